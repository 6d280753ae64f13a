(** * Exact numbers as certificates write them: "p", reduced "p/q", or "m*2^e" with odd m

    Limits that only refuse, such as those on the number of digits, are the kernel's; no theorem rests on them. *)

From Coq Require Import ZArith QArith Qpower List Bool Ascii String.
From Barriers Require Import Json.
Import ListNotations.
Open Scope string_scope.

Fixpoint size_onto {A} (l : list A) (n : Z) : Z := match l with [] => n | _ :: l => size_onto l (n + 1)%Z end.
Definition size {A} (l : list A) : Z := size_onto l 0.
Fixpoint characters (s : string) (n : Z) : Z :=
  match s with EmptyString => n | String _ s => characters s (n + 1)%Z end.

(** ** Integers *)

Fixpoint digits (s : string) (acc : Z) : option Z :=
  match s with
  | EmptyString => Some acc
  | String c s => match digit c with Some d => digits s (ten * acc + d)%Z | None => None end
  end.
(** No leading zero, at most [most] digits. *)
Definition natural (most : Z) (s : string) : option Z :=
  match s with
  | EmptyString => None
  | String c _ => if (c =? "0")%char || (most <? characters s 0)%Z then None else digits s 0
  end.
Definition integer_of (most : Z) (s : string) : option Z :=
  match s with
  | String "0" EmptyString => Some 0%Z
  | String "-" s => let* n := natural most s in Some (- n)%Z
  | _ => natural most s
  end.

(** What stands before the first [c], and what after it. *)
Fixpoint cut (c : ascii) (s before : string) : string * option string :=
  match s with
  | EmptyString => (turn before EmptyString, None)
  | String b s => if (b =? c)%char then (turn before EmptyString, Some s) else cut c s (String b before)
  end.

(** ** Numbers *)

Definition max_digits : Z := 4000.
Definition max_long : Z := 20000.
Definition max_exponent : Z := 4000.

Definition fraction (p q : Z) : option Q :=
  match q with Zpos d => if (1 <? q)%Z && (Z.gcd p q =? 1)%Z then Some (p # d) else None | _ => None end.
(** m * 2^e *)
Definition dyadic (m e : Z) : option Q :=
  if Z.odd m && negb (e =? 0)%Z && (Z.abs e <=? max_exponent)%Z then
    if (0 <? e)%Z then Some (inject_Z (Z.shiftl m e)) else
      match Z.shiftl 1 (- e) with Zpos d => Some (m # d) | _ => None end
  else None.

Definition number_within (most : Z) (s : string) : option Q :=
  match cut "/" s EmptyString with
  | (p, Some q) => let* p := integer_of most p in let* q := natural most q in fraction p q
  | (_, None) =>
      match cut "*" s EmptyString with
      | (m, Some (String "2" (String "^" e))) =>
          let* m := integer_of most m in let* e := integer_of 5 e in dyadic m e
      | (p, None) => let* p := integer_of most p in Some (inject_Z p)
      | _ => None
      end
  end.

Definition as_number_within (most : Z) (v : json) : option Q := let* s := as_text v in number_within most s.
Definition as_number : json -> option Q := as_number_within max_digits.
Definition as_numbers (v : json) : option (list Q) := let* l := as_list v in every as_number l.
Definition as_ints (v : json) : option (list Z) := let* l := as_list v in every as_int l.

Definition number_at (name : string) (v : json) : option Q := let* w := field name v in as_number w.
Definition numbers_at (name : string) (v : json) : option (list Q) := let* w := field name v in as_numbers w.
Definition ints_at (name : string) (v : json) : option (list Z) := let* w := field name v in as_ints w.

(** What the texts mean. *)
Lemma fraction_value p q x : fraction p q = Some x -> x * inject_Z q == inject_Z p.
Proof.
  unfold fraction. destruct q as [|d|d]; try discriminate. destruct (_ && _); [|discriminate].
  intros H. injection H as <-. unfold Qeq, Qmult. simpl. rewrite ?Pos.mul_1_r. ring.
Qed.
Lemma dyadic_value m e x : dyadic m e = Some x -> x == inject_Z m * 2 ^ e.
Proof.
  unfold dyadic. destruct (_ && _); [|discriminate]. destruct (Z.ltb_spec 0 e) as [L|L].
  - intros H. injection H as <-. rewrite Z.shiftl_mul_pow2 by (apply Z.lt_le_incl, L). rewrite inject_Z_mult.
    rewrite <- (Zpower_Qpower 2 e) by (apply Z.lt_le_incl, L). reflexivity.
  - intros H. assert (P : (0 <= - e)%Z) by (apply Z.opp_nonneg_nonpos, L). rewrite Z.shiftl_mul_pow2 in H by exact P.
    rewrite Z.mul_1_l in H. destruct (2 ^ (- e))%Z as [|d|d] eqn:E; try discriminate. injection H as <-.
    replace e with (- (- e))%Z by apply Z.opp_involutive. rewrite Qpower_opp.
    change (2 : Q) with (inject_Z 2). rewrite <- (Zpower_Qpower 2 (- e)) by exact P. rewrite E.
    unfold Qeq, Qmult, Qinv. simpl. rewrite ?Pos.mul_1_r. ring.
Qed.

Example numbers : map (number_within 4) ["0"; "-7"; "3/4"; "-3*2^-2"; "5*2^3"] =
  map Some [0; -7 # 1; 3 # 4; -3 # 4; 40 # 1].
Proof. reflexivity. Qed.
Example no_numbers : map (number_within 4)
    [""; "-"; "-0"; "00"; "01"; "+1"; "1 "; "2/4"; "3/1"; "3/0"; "3/-4"; "0/2"; "2*2^1"; "1*2^0"; "1*2^00"; "1*3^1";
     "1*2"; "1*2^"; "1*2^4001"; "12345"; "1/2/3"; "1/2*2^1"; "1*2^1*2^1"; "0*2^1"; "1e3"; "0x1";
       "1.5"] = repeat None 27.
Proof. reflexivity. Qed.

Lemma size_onto_length {A} (l : list A) : forall n, size_onto l n = (n + Z.of_nat (List.length l))%Z.
Proof.
  induction l as [|a l IH]; intros n; cbn [size_onto List.length]; [symmetry; apply Z.add_0_r|].
  rewrite IH, Nat2Z.inj_succ, Z.add_succ_r, <- Z.add_1_r, Z.add_shuffle0. reflexivity.
Qed.
Lemma size_length {A} (l : list A) : size l = Z.of_nat (List.length l).
Proof. exact (size_onto_length l 0%Z). Qed.
