(** * Mutants of E3's isometries from inner products of columns that hold: t = 0, no columns, and larger constants *)

From Coq Require Import ZArith QArith Lia List Permutation.
From Barriers Require Import OrderedFields LinearSystems Lengths Recovery Isometries Hadamard.
From Mutants Require Import Verdicts StrongerIsometries.
Import ListNotations.
Open Scope field_scope.

Section Columns.
Context {K : ordered_field}.
Add Field K_f : (K_field K) (morphism (of_Q_morph K), constants [f_cst], setoid (K_setoid K) (K_ext K)).
Variables (m N : nat) (A : nat -> nat -> K).

(** Of x = 0 an isometry says nothing. *)
Lemma isometry_of_zero t (delta : K) : (forall (x : nat -> K) S T, parts N S T -> (length S <= t)%nat ->
  (forall j, In j T -> x j == 0) ->
  forall j, (j < N)%nat -> x j == 0) -> isometry m N A t delta.
Proof.
  intros H x S T P L Z. specialize (H x S T P L Z).
  assert (D : dot (below N) x x == 0) by (apply over_zero; intros j Hj; apply in_below in Hj; rewrite (H j Hj); ring).
  assert (I : forall i, image N A x i == 0).
  { intros i. apply over_zero. intros j Hj. apply in_below in Hj. rewrite (H j Hj). ring. }
  assert (G : dot (below m) (image N A x) (image N A x) == 0) by (apply over_zero; intros i _; rewrite (I i); ring).
  rewrite D, G. split; fra.
Qed.

Lemma isometry_0 (delta : K) : isometry m N A 0 delta.
Proof.
  apply isometry_of_zero. intros x S T P L Z j Hj. apply Z. destruct S; [| simpl in L; lia]. simpl in P.
  apply (Permutation_in j (Permutation_sym P)), in_below, Hj.
Qed.

Lemma isometry_larger t (delta delta' : K) : delta <= delta' -> isometry m N A t delta -> isometry m N A t delta'.
Proof.
  intros L H x S T P Le Z. destruct (H x S T P Le Z). pose proof (dot_nonneg (below N) x) as D.
  assert (0 <= (delta' - delta) * dot (below N) x x) by (apply mult_nonneg; fra). split; fra.
Qed.

(** Nothing has a negative absolute value: there is no column. *)
Lemma no_column d mu t delta : d < 0 -> (forall j l, (j < N)%nat -> (l < N)%nat ->
  fabs (gram m A j l - unit_entry j l) <= if (j =? l)%nat then d else mu) -> isometry m N A t delta.
Proof.
  intros D G. apply isometry_of_zero. intros x S T _ _ _ j Hj. exfalso. specialize (G j j Hj Hj).
  rewrite Nat.eqb_refl in G. pose proof (abs_nonneg (gram m A j j - unit_entry j j)). fra.
Qed.

Lemma gershgorin_0 d mu t : 0 <= d -> 0 <= mu ->
  (forall j l, (j < N)%nat -> (l < N)%nat -> fabs (gram m A j l - unit_entry j l) <= if (j =? l)%nat then d else mu) ->
  isometry m N A t (d + (number t - 1) * mu) /\ isometry m N A t (d + (number t - 0) * mu).
Proof.
  intros D M G. destruct t as [| t]; [split; apply isometry_0 |].
  assert (I : isometry m N A (S t) (d + (number (S t) - 1) * mu)) by (apply E3_gershgorin;
    [assumption | assumption | lia | exact G]).
  split; [exact I |]. eapply isometry_larger; [| exact I]. fra.
Qed.
End Columns.

Ltac prove_Hadamard_E3_gershgorin :=
  intros K m N A d mu; intros;
  first [ apply gershgorin_0; assumption
        | destruct (lt_le_dec d 0); [eapply no_column; eassumption | apply gershgorin_0; assumption] ].
Ltac prove_Hadamard_E3_two_bases :=
  intros; eapply isometry_less; [| eapply E3_two_bases; eassumption]; lia.
