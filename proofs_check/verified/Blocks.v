(** * Blocks of integers over one denominator, and rational numbers that keep their denominators

    A block is {"over": a positive integer, "values": integers between single spaces}.  Sums of numbers over one
    denominator stay over it ([qadd]), so that nothing is reduced and nothing grows but by need. *)

From Coq Require Import ZArith QArith Qabs List Lia Setoid Bool Ascii String.
From Barriers Require Import Json Numerals NetworkChecker.
Import ListNotations.
Open Scope string_scope.

(** ** Reading *)

Definition block := (list Z * positive)%type.

(** The words between single spaces, last first. *)
Fixpoint words_in (s word : string) (acc : list string) : list string :=
  match s with
  | EmptyString => turn word EmptyString :: acc
  | String c s =>
      if (c =? " ")%char then words_in s EmptyString (turn word EmptyString :: acc)
      else words_in s (String c word) acc
  end.
Definition word_within (most : Z) (s : string) : option Z :=
  if (characters s 0 <=? most)%Z then integer_of most s else None.
Fixpoint integers_onto (most : Z) (words : list string) (acc : list Z) : option (list Z) :=
  match words with
  | [] => Some acc
  | w :: words => match word_within most w with Some z => integers_onto most words (z :: acc) | None => None end
  end.
Definition integers_in (most : Z) (s : string) : option (list Z) :=
  match s with EmptyString => Some [] | _ => integers_onto most (words_in s EmptyString []) [] end.

Definition as_block_within (most : Z) (v : json) : option block :=
  if has_keys ["over"; "values"] v then
    let* q := field "over" v in let* q := as_number_within most q in
    let* s := text_at "values" v in let* zs := integers_in most s in
    match q with Zpos d # 1 => Some (zs, d) | _ => None end
  else None.
Definition as_block : json -> option block := as_block_within max_digits.
Definition block_at (name : string) (v : json) : option block := let* w := field name v in as_block w.

Example blocks : map (integers_in 3) [""; "0"; "-7 3"; "1  2"; " 1"; "1 "; "01"; "-0"; "1234"; "-99"; "-123"] =
  [Some []; Some [0%Z]; Some [(-7)%Z; 3%Z]; None; None; None; None; None; None; Some [(-99)%Z]; None].
Proof. reflexivity. Qed.

(** ** Numbers *)

Open Scope Q_scope.

Definition entries (b : block) : list Q := map (fun z => z # snd b) (fst b).

(** Over another denominator. *)
Definition rescaled (D : positive) (b : block) : option (list Q) :=
  let f := (Zpos D / Zpos (snd b))%Z in
  if (f * Zpos (snd b) =? Zpos D)%Z then Some (map (fun z => (z * f)%Z # D) (fst b)) else None.
Definition common_block (D : positive) (b : block) : positive := common D (1 # snd b).
Definition together (bs : list block) : option (list (list Q)) :=
  every (rescaled (fold_left common_block bs 1%positive)) bs.
Definition in_common (qs : list Q) : option (list Q) :=
  let D := common_of qs 1 in let* zs := every (over D) qs in Some (map (fun z => z # D) zs).

Definition qadd (a b : Q) : Q :=
  if (Qnum a =? 0)%Z then b else if (Qnum b =? 0)%Z then a
  else if (QDen a =? QDen b)%Z then (Qnum a + Qnum b)%Z # Qden a
  else
    let g := Z.gcd (QDen a) (QDen b) in
    let s := (QDen b / g)%Z in
    let z := (Qnum a * s + Qnum b * (QDen a / g))%Z in
    if (g * s =? QDen b)%Z && (g * (QDen a / g) =? QDen a)%Z then z # Z.to_pos (s * QDen a) else a + b.
Definition qmul (a b : Q) : Q := if (Qnum a =? 0)%Z then 0 else if (Qnum b =? 0)%Z then 0 else a * b.
Definition qsub (a b : Q) : Q := qadd a (- b).
Definition qsum (l : list Q) : Q := fold_left qadd l 0.

Lemma qadd_is a b : qadd a b == a + b.
Proof.
  unfold qadd. destruct a as [n d], b as [p e]. cbn [Qnum Qden].
  destruct (Z.eqb_spec n 0) as [->|_]; [unfold Qeq, Qplus; simpl; lia|].
  destruct (Z.eqb_spec p 0) as [->|_]; [unfold Qeq, Qplus; simpl; lia|].
  destruct (Z.eqb_spec (Zpos d) (Zpos e)) as [E|_].
  - injection E as <-. unfold Qeq, Qplus. cbn [Qnum Qden]. lia.
  - set (g := Z.gcd _ _). set (s := (Zpos e / g)%Z). set (t := (Zpos d / g)%Z).
    destruct (Z.eqb_spec (g * s) (Zpos e)) as [E|]; [|reflexivity].
    destruct (Z.eqb_spec (g * t) (Zpos d)) as [F|]; [|reflexivity]. cbn [andb].
    assert (G : (0 <= g)%Z) by apply Z.gcd_nonneg.
    assert (S : (0 < s)%Z) by nia. assert (P : Zpos (Z.to_pos (s * Zpos d)) = (s * Zpos d)%Z) by (rewrite Z2Pos.id;
      nia).
    unfold Qeq, Qplus. cbn [Qnum Qden]. rewrite P, Pos2Z.inj_mul, <- E, <- F. ring.
Qed.
Lemma qmul_is a b : qmul a b == a * b.
Proof.
  unfold qmul. destruct a as [n d], b as [p e]. cbn [Qnum].
  destruct (Z.eqb_spec n 0) as [->|_]; [reflexivity|].
  destruct (Z.eqb_spec p 0) as [->|_]; [|reflexivity]. unfold Qeq, Qmult. simpl. ring.
Qed.
Lemma qsub_is a b : qsub a b == a - b.
Proof. unfold qsub. rewrite qadd_is. reflexivity. Qed.

Lemma rescaled_is D b qs : rescaled D b = Some qs -> Forall2 Qeq qs (entries b).
Proof.
  unfold rescaled, entries. destruct b as [zs d]. cbn [fst snd].
  destruct (Z.eqb_spec (Zpos D / Zpos d * Zpos d) (Zpos D)) as [E|]; [|discriminate]. intros H. injection H as <-.
  revert E. generalize (Zpos D / Zpos d)%Z. intros f E.
  induction zs as [|z zs IH]; constructor; [|exact IH]. unfold Qeq. cbn [Qnum Qden]. rewrite <- E. ring.
Qed.
Lemma every_is D qs zs : every (over D) qs = Some zs -> Forall2 Qeq (map (fun z => z # D) zs) qs.
Proof.
  intros H. apply every_spec in H. induction H as [|q z qs zs E _ IH]; constructor; [|exact IH].
  symmetry. apply over_value, E.
Qed.
Lemma in_common_is qs rs : in_common qs = Some rs -> Forall2 Qeq rs qs.
Proof. unfold in_common. intros H. unbind H zs E. injection H as <-. apply every_is, E. Qed.
Lemma together_is bs rs : together bs = Some rs -> Forall2 (fun r b => Forall2 Qeq r (entries b)) rs bs.
Proof.
  unfold together. generalize (fold_left common_block bs 1%positive). intros D H. apply every_spec in H.
  induction H as [|b r bs rs E _ IH]; constructor; [apply (rescaled_is _ _ _ E)|exact IH].
Qed.
