(** * The real numbers are an ordered field

    R of the standard library rests on axioms, which build.py lists.  So this file and those that say what the theorems
    mean for R have names that begin with Real, and no other file needs one of them. *)

From Coq Require Import ZArith QArith Qreals Raxioms RIneq Rbasic_fun Lra RMicromega OrderedRing.
From Barriers Require Import OrderedFields Archimedean.

Definition R_field : ordered_field.
Proof.
  refine {| carrier := R; fzero := 0%R; fone := 1%R; fadd := Rplus; fmul := Rmult; fsub := Rminus; fopp := Ropp;
    finv := Rinv; feq := @eq R; fleq := Rle; flt := Rlt; ordered_ring := Rsor; lt_le_dec := Rlt_le_dec |}.
  - intros x y E. rewrite E. reflexivity.
  - intros x N. apply Rinv_l, N.
Defined.

(** ** What the definitions for every ordered field are in R *)

Lemma of_Z_real z : @of_Z R_field z = IZR z.
Proof.
  assert (P : forall p, @of_Z R_field (Zpos p) = IZR (Zpos p)).
  { induction p as [| p IH] using Pos.peano_ind; [reflexivity |]. rewrite Pos2Z.inj_succ, <- Z.add_1_r, plus_IZR.
    etransitivity; [exact (of_Z_add R_field (Zpos p) 1) |].
    change (@of_Z R_field (Zpos p) + 1 = IZR (Zpos p) + 1)%R. rewrite IH. reflexivity. }
  destruct z as [| p | p]; [reflexivity | apply P |]. change (Zneg p) with (- Zpos p)%Z.
  etransitivity; [exact (of_Z_opp R_field (Zpos p)) |]. change (- @of_Z R_field (Zpos p) = IZR (- Z.pos p))%R.
  rewrite P, opp_IZR. reflexivity.
Qed.

Lemma of_Q_real q : @of_Q R_field q = Q2R q.
Proof.
  transitivity (@of_Z R_field (Qnum q) * / @of_Z R_field (Zpos (Qden q)))%R;
    [exact (of_Q_quotient R_field q) | rewrite !of_Z_real; reflexivity].
Qed.

Lemma abs_real x : @fabs R_field x = Rabs x.
Proof. unfold fabs, Rabs. simpl. destruct (Rlt_le_dec x 0), (Rcase_abs x); lra. Qed.

(** R is Archimedean. *)
Definition R_archimedean : archimedean_field.
Proof.
  refine {| base := R_field; ceiling := fun x : R => (1 - up (- x))%Z |}; intros x.
  - change (x <= @of_Z R_field (1 - up (- x)))%R. rewrite of_Z_real, minus_IZR. destruct (archimed (- x)). lra.
  - change (@of_Z R_field (1 - up (- x) - 1) < x)%R. rewrite of_Z_real, !minus_IZR. destruct (archimed (- x)). lra.
Defined.
Canonical R_field.
Canonical R_archimedean.
