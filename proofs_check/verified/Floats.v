(** * Layers of floats: base64 of the bytes of binary32 or binary64 numbers, least byte first

    [float_value]: a word stands for (-1)^sign 1.fraction 2^(exponent - bias), and with 0 as its exponent for
    (-1)^sign 0.fraction 2^(1 - bias).  Infinities, NaN and -0 are refused, and a second text of the same bytes. *)

From Coq Require Import ZArith QArith Qpower List Bool Ascii String Lia.
From Barriers Require Import Json Numerals.
Import ListNotations.
Open Scope Z_scope.

(** ** Base64 *)

(** The six bits of a letter. *)
Definition sixtet (c : ascii) : option Z :=
  let n := Z.of_N (N_of_ascii c) in
  if (65 <=? n) && (n <=? 90) then Some (n - 65)
  else if (97 <=? n) && (n <=? 122) then Some (n - 71)
  else if (48 <=? n) && (n <=? 57) then Some (n + 4)
  else if n =? 43 then Some 62 else if n =? 47 then Some 63 else None.
Definition padding (c : ascii) : bool := (c =? "=")%char.

(** Three bytes from four letters; the last may be one or two, and then no other bit is set. *)
Fixpoint bytes_onto (s : string) (acc : list Z) : option (list Z) :=
  match s with
  | EmptyString => Some (rev' acc)
  | String a (String b (String c (String d s))) =>
      let* a := sixtet a in let* b := sixtet b in
      let x := a * 4 + b / 16 in
      if padding d then
        match s with
        | String _ _ => None
        | EmptyString =>
            if padding c then if b mod 16 =? 0 then Some (rev' (x :: acc)) else None
            else let* c := sixtet c in if c mod 4 =? 0 then Some (rev' (b mod 16 * 16 + c / 4 :: x :: acc)) else None
        end
      else
        let* c := sixtet c in let* d := sixtet d in
        bytes_onto s (c mod 4 * 64 + d :: b mod 16 * 16 + c / 4 :: x :: acc)
  | _ => None
  end.
Definition base64 (s : string) : option (list Z) := bytes_onto s [].

Fixpoint words4 (l acc : list Z) : option (list Z) :=
  match l with
  | [] => Some (rev' acc)
  | a :: b :: c :: d :: l => words4 l (a + 256 * (b + 256 * (c + 256 * d)) :: acc)
  | _ => None
  end.
Fixpoint words8 (l acc : list Z) : option (list Z) :=
  match l with
  | [] => Some (rev' acc)
  | a :: b :: c :: d :: e :: f :: g :: h :: l =>
      words8 l (a + 256 * (b + 256 * (c + 256 * (d + 256 * (e + 256 * (f + 256 * (g + 256 * h)))))) :: acc)
  | _ => None
  end.

Example letters : base64 "AQID+/8=" = Some [1; 2; 3; 251; 255].
Proof. reflexivity. Qed.
Example no_letters : map base64 ["A"; "AQI"; "AQ="; "AR=="; "AQJ="; "A==="; "===="; "AQ==AQID"; "AQ-D"; "AQ D"]%string =
  repeat None 10.
Proof. reflexivity. Qed.

(** ** Numbers *)

(** 2^fraction, 2^exponent, and the power of 2 that the last bit of the least numbers stands for. *)
Record format := { fractions : Z; exponents : Z; least : Z }.
Definition single : format := {| fractions := 8388608; exponents := 256; least := -149 |}.
Definition double : format := {| fractions := 4503599627370496; exponents := 2048; least := -1074 |}.

Section Float.
Variables (f : format) (word : Z).
Definition fraction_of : Z := word mod fractions f.
Definition exponent_of : Z := word / fractions f mod exponents f.
Definition is_negative : bool := fractions f * exponents f <=? word.
Definition significand : Z :=
  let m := if exponent_of =? 0 then fraction_of else fractions f + fraction_of in if is_negative then - m else m.
Definition power : Z := Z.max 1 exponent_of - 1 + least f.
Definition finite : bool :=
  negb (exponent_of =? exponents f - 1) && negb (is_negative && (significand =? 0)).
End Float.

(** 2^p, by squares. *)
Fixpoint two_to (p : positive) : Z :=
  match p with xH => 2 | xO p => let h := two_to p in h * h | xI p => let h := two_to p in 2 * (h * h) end.
(** m 2^p in lowest terms. *)
Definition scaled (m p : Z) : option Q :=
  match p with
  | Z0 => Some (inject_Z m)
  | Zpos k => Some (inject_Z (m * two_to k))
  | Zneg k => let d := two_to k in let g := Z.gcd m d in
      match d / g with Zpos d' => Some (m / g # d') | _ => None end
  end.
Definition float_of (f : format) (word : Z) : option Q :=
  if finite f word then scaled (significand f word) (power f word) else None.

Lemma two_to_is k : two_to k = 2 ^ Zpos k.
Proof.
  induction k as [k IH|k IH|]; cbn [two_to]; [| |reflexivity]; rewrite IH.
  - replace (Zpos k~1) with (1 + (Zpos k + Zpos k)) by lia. rewrite !Z.pow_add_r by lia. reflexivity.
  - replace (Zpos k~0) with (Zpos k + Zpos k) by lia. rewrite Z.pow_add_r by lia. reflexivity.
Qed.
Lemma quotient_value m d g : g <> 0 -> (m # d == inject_Z (m * g) * / inject_Z (Zpos d * g))%Q.
Proof.
  intros G. assert (N : ~ (inject_Z (Zpos d * g) == 0)%Q).
  { intros E. apply (proj1 (inject_Z_injective _ 0)), Z.mul_eq_0 in E. destruct E; [lia|contradiction]. }
  apply (Qmult_inj_r _ _ _ N). rewrite <- Qmult_assoc, (Qmult_comm (/ _)), Qmult_inv_r, Qmult_1_r by exact N.
  unfold Qeq, inject_Z. cbn [Qnum Qden Qmult]. rewrite Pos.mul_1_r. ring.
Qed.
Lemma scaled_value m p q : scaled m p = Some q -> (q == inject_Z m * 2 ^ p)%Q.
Proof.
  destruct p as [|k|k]; cbn [scaled].
  - intros H. injection H as <-. change (2 ^ 0)%Q with 1%Q. ring.
  - intros H. injection H as <-. rewrite inject_Z_mult, two_to_is. rewrite <- (Zpower_Qpower 2 (Zpos k)) by lia.
    reflexivity.
  - rewrite two_to_is. set (d := 2 ^ Zpos k). cbv zeta. assert (P : 0 < d) by (apply Z.pow_pos_nonneg; lia).
    destruct (Z.gcd_divide_l m d) as [m' M], (Z.gcd_divide_r m d) as [d' D]. set (g := Z.gcd m d) in *.
    assert (G : g <> 0) by (intros G; rewrite G, Z.mul_0_r in D; subst d; lia).
    clearbody g. assert (M1 : m / g = m') by (rewrite M; apply Z.div_mul, G).
    assert (D1 : d / g = d') by (rewrite D; apply Z.div_mul, G). rewrite M1, D1. clear M1 D1. destruct d' as [|d'|d']; try discriminate.
    intros H. injection H as <-. change (Zneg k) with (- Zpos k). rewrite Qpower_opp.
    change 2%Q with (inject_Z 2). rewrite <- (Zpower_Qpower 2 (Zpos k)) by lia. fold d. clearbody d. subst m d.
    apply quotient_value; lia.
Qed.
Lemma float_value f word q : float_of f word = Some q ->
  (q == inject_Z (significand f word) * 2 ^ power f word)%Q.
Proof. unfold float_of. destruct (finite f word); [|discriminate]. apply scaled_value. Qed.

Example floats : map (float_of single) [0; 1065353216; 3204448256; 1; 8388608; 2139095039] =
  map Some [0%Q; 1%Q; (-1 # 2)%Q; 1 # (2 ^ 149)%positive; 1 # (2 ^ 126)%positive; inject_Z (2 ^ 128 - 2 ^ 104)].
Proof. reflexivity. Qed.
Example no_floats : map (float_of single) [2147483648; 2139095040; 2143289344; 4286578688] = repeat None 4.
Proof. reflexivity. Qed.

(** ** Layers *)

(** Not a number of binary32: too large, or no multiple of the unit in its last place there. *)
Definition beyond_single (q : Q) : bool :=
  if Qnum q =? 0 then false else
    let high := Z.log2 (Z.abs (Qnum q)) - Z.log2 (Zpos (Qden q)) in
    let unit := Z.max high (-126) - 23 in
    (127 <? high) ||
    negb match unit with
      | Zpos k => Qnum q mod (Zpos (Qden q) * two_to k) =? 0
      | Z0 => Qnum q mod Zpos (Qden q) =? 0
      | Zneg k => Qnum q * two_to k mod Zpos (Qden q) =? 0
      end.

Definition floats_at (name : string) (long : bool) (v : json) : option (list Q) :=
  let* s := text_at name v in let* bytes := base64 s in
  let* words := (if long then words8 bytes [] else words4 bytes []) in
  every (float_of (if long then double else single)) words.

(** The first n of a list, and the others. *)
Fixpoint first_of (n : Z) (l before : list Q) : list Q * list Q :=
  match l with
  | q :: rest => if 0 <? n then first_of (n - 1) rest (q :: before) else (rev' before, l)
  | [] => (rev' before, [])
  end.
Fixpoint rows_of (columns : Z) (weights biases : list Q) (acc : list (list Q * Q)) : list (list Q * Q) :=
  match biases with
  | b :: biases => let (row, rest) := first_of columns weights [] in rows_of columns rest biases ((row, b) :: acc)
  | [] => rev' acc
  end.
(** The weights row by row, as many rows as biases; binary64 only if one of the numbers is no number of binary32. *)
Definition float_layer (v : json) : option (list (list Q * Q)) :=
  if has_keys ["bias"; "float"; "weights"]%string v then
    let* name := text_at "float" v in
    let long := String.eqb name "float64" in
    if long || String.eqb name "float32" then
      let* weights := floats_at "weights" long v in let* biases := floats_at "bias" long v in
      let n := size biases in let m := size weights in
      if (0 <? n) && (0 <? m) then
        if (m mod n =? 0) && (negb long || existsb beyond_single weights || existsb beyond_single biases)
        then Some (rows_of (m / n) weights biases []) else None
      else None
    else None
  else None.
