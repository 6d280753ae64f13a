(** * That no theorem of E is empty: E0, E1, E2, E3, and what they rely on

    The instances over the rational numbers: E0 and E2, the parameters of RecoveryExamples.v; E1, the identity of one
    row and column, all iterates 0; E3_isometry, the same identity with delta = 336/625, where sqrt (1 - delta^2) =
    527/625 and sqrt (1 + delta) = 31/25; the other theorems of E3, 4^0 = 1 row.

    E2_network assumes that all nonnegative numbers have roots, and for E3_hadamard no rational w will do: s^2 + n^2 =
    4^k has no solution with s, n > 0.  Their instances are over the real numbers, in RealVacuity.v. *)

From Coq Require Import ZArith QArith Lia PeanoNat List Permutation.
From Barriers Require Import OrderedFields LinearSystems Lengths Recovery RecoveryBlocks RecoveryRestarts.
From Barriers Require Import RecoveryExamples Isometries Hadamard Vacuity.
Import ListNotations.
Open Scope field_scope.

(** ** For every ordered field *)

Section Instances.
Context {K : ordered_field}.
Add Field K_f : (K_field K) (morphism (of_Q_morph K), constants [f_cst], setoid (K_setoid K) (K_ext K)).

Definition zero : nat -> K := fun _ => 0.

Lemma dot_of_zero S (x v : nat -> K) : (forall i, In i S -> x i == 0) -> dot S x v == 0.
Proof. intros Z. apply over_zero. intros i Hi. rewrite (Z i Hi). ring. Qed.

Lemma of_length_zero S (x : nat -> K) r : 0 <= r -> (forall i, In i S -> x i == 0) -> norm_at_most S x r.
Proof. intros R Z. split; [exact R |]. rewrite (dot_of_zero S x x Z). apply mult_nonneg; exact R. Qed.

Lemma image_of_zero N A (x : nat -> K) i : (forall j, (j < N)%nat -> x j == 0) -> image N A x i == 0.
Proof. intros Z. apply over_zero. intros j Hj. apply in_below in Hj. rewrite (Z j Hj). ring. Qed.

Lemma size_of_zero N : size N zero == 0.
Proof. apply over_zero. intros j _. pose proof (abs_spec (0 : K)). unfold zero. fra. Qed.

(** F(x) <= lambda |x|_1 + b if |Ax - y|_2 <= b. *)
Lemma value_reached m N A (lambda : K) y x b : rows_at_most m (fun i => image N A x i - y i) b ->
  value_at_most m N A y lambda x (lambda * size N x + b).
Proof. apply norm_le. fra. Qed.

Lemma value_of_zero m N A (lambda : K) y : (forall i, (i < m)%nat -> y i == 0) ->
  value_at_most m N A y lambda zero 0.
Proof.
  intros Y. apply of_length_zero; [rewrite size_of_zero; fra |]. intros i Hi. apply in_below in Hi.
  rewrite (Y i Hi), image_of_zero by reflexivity. ring.
Qed.

Lemma projection_of_zero m (w : nat -> K) : (forall i, (i < m)%nat -> w i == 0) -> projection m w zero.
Proof.
  intros Z. split; [apply of_length_zero; [fra | reflexivity] |]. intros v _. rewrite dot_of_zero; [apply le_refl |].
  intros i Hi. apply in_below in Hi. rewrite (Z i Hi). unfold zero. ring.
Qed.

Lemma soft_threshold_of_zero (c w : K) : 0 <= c -> w == 0 -> soft_threshold c w == 0.
Proof. intros C Z. unfold soft_threshold. destruct (lt_le_dec c w); [fra |]. destruct (lt_le_dec w (- c)); fra. Qed.

Lemma iteration_at_zero m N A (lambda tau1 tau2 : K) y : 0 <= tau1 * lambda ->
  (forall i, (i < m)%nat -> y i == 0) -> iteration m N A lambda tau1 tau2 y zero zero zero zero.
Proof.
  intros L Y. split.
  - intros j _. symmetry. apply soft_threshold_of_zero; [exact L |]. rewrite over_zero; [unfold zero; ring |].
    intros i _. unfold zero. ring.
  - apply projection_of_zero. intros i Hi. rewrite (Y i Hi), image_of_zero; [unfold zero; ring |].
    intros j _. unfold zero. ring.
Qed.

Lemma iterates_at_zero m N A (lambda tau1 tau2 : K) y p : 0 <= tau1 * lambda ->
  (forall i, (i < m)%nat -> y i == 0) -> iterates m N A lambda tau1 tau2 y (fun _ => zero) (fun _ => zero) p.
Proof. intros L Y. split; [reflexivity |]. intros j _. apply iteration_at_zero; assumption. Qed.

Lemma mean_of_zero p j : mean (fun _ => zero) p j == 0.
Proof. unfold mean, fdiv. rewrite over_zero by reflexivity. ring. Qed.

Lemma block_at_zero m N A (lambda tau1 tau2 theta : K) p : 0 <= tau1 * lambda ->
  block m N A lambda tau1 tau2 theta p zero zero zero.
Proof.
  intros L. exists (fun _ => zero), (fun _ => zero). split; [intros j _; unfold zero; ring |].
  split; [apply iterates_at_zero; [exact L | intros i _; unfold zero; ring] |].
  intros j _. rewrite mean_of_zero. unfold zero. ring.
Qed.

(** tau_1 tau_2 |A|^2 <= 1 for tau_1 = tau_2 = 1 and A the identity. *)
Lemma identity_norm m (w : nat -> K) :
  1 * 1 * dot (below m) (image m unit_entry w) (image m unit_entry w) <= dot (below m) w w.
Proof.
  rewrite (dot_same _ _ w _ w) by (intros i Hi; apply in_below in Hi; apply identity_image, Hi). fra.
Qed.

Lemma identity_isometry m t (delta : K) : 0 <= delta -> isometry m m unit_entry t delta.
Proof.
  intros D x S T _ _ _.
  rewrite (dot_same _ (image m unit_entry x) x _ x) by (intros i Hi; apply in_below in Hi; apply identity_image, Hi).
  pose proof (mult_nonneg _ _ D (dot_nonneg (below m) x)). fra.
Qed.

Lemma identity_gram (j l : nat) : (j < 1)%nat -> (l < 1)%nat ->
  fabs (gram 1 (@unit_entry K) j l - unit_entry j l) <= 0.
Proof.
  intros Hj Hl. assert (j = O) as -> by lia. assert (l = O) as -> by lia. apply abs_le_condition.
  unfold gram, unit_entry. simpl. fra.
Qed.

Lemma one_positive : 0 < (1 : K). Proof. fra. Qed.
Lemma one_nonneg : 0 <= (1 : K). Proof. fra. Qed.
End Instances.

Local Notation F := Q_field.

(** ** Lengths and thresholds *)

Lemma norm_at_most_root_satisfiable : satisfiable @norm_at_most_root.
Proof. exists F, [0%nat], zero, 0, 1. exists (le_refl 0). proving reflexivity. exact I. Qed.
Lemma norm_dual_satisfiable : satisfiable @norm_dual.
Proof.
  exists F, [0%nat], zero, 0. unshelve eexists; [intros v _; rewrite dot_of_zero by reflexivity; apply le_refl |].
  exact I.
Qed.
Lemma soft_threshold_inequality_satisfiable : satisfiable @soft_threshold_inequality.
Proof. exists F, 1, 1, 1, one_nonneg. exact I. Qed.
Lemma zero_projected : @projection F 1 zero zero.
Proof. apply projection_of_zero. reflexivity. Qed.
Lemma projection_unique_satisfiable : satisfiable @projection_unique.
Proof. exists F, 1%nat, zero, zero, zero, zero_projected, zero_projected, O, (le_n 1). exact I. Qed.
Lemma projection_formula_satisfiable : satisfiable @projection_formula.
Proof. exists F, 1%nat, zero, 0, (le_refl 0). proving reflexivity. exact I. Qed.

(** ** E0 *)

Lemma first_unit_recovered : @rows_at_most F 2 (image 2 unit_entry (fun j => first_unit j - first_unit j)) 0.
Proof.
  apply of_length_zero; [apply le_refl |]. intros i _. apply image_of_zero. intros j _. apply Qplus_opp_r.
Qed.
Lemma few_1 : (length [0%nat] <= 1)%nat. Proof. apply le_n. Qed.

Lemma sigma_least_satisfiable : satisfiable @sigma_least.
Proof. exists F, 2%nat, 1%nat, first_unit, [0%nat], [1%nat], (Permutation_refl _), few_1. exact I. Qed.
Lemma E0_recovery_satisfiable : satisfiable @E0_recovery.
Proof.
  destruct (@E2_example F) as (Rho & P & Root & _ & _ & Pa & _).
  exists F, 2%nat, 2%nat, unit_entry, 1%nat, 1, (of_Q (1 # 2)), 1, one_positive, Root, Rho, one_positive, P.
  exists first_unit, first_unit, [0%nat], [1%nat], 0, Pa, few_1, first_unit_recovered. exact I.
Qed.
Lemma E0_sharpness_satisfiable : satisfiable @E0_sharpness.
Proof.
  destruct (@E2_example F) as (Rho & P & Root & L & W & Pa & B & _).
  exists F, 2%nat, 2%nat, unit_entry, 1%nat, 1, (of_Q (1 # 2)), 1, one_positive, Root, Rho, one_positive, P.
  exists (of_Q (1 # 2)), (of_Q 9), first_unit, (proj1 Rho), L, W, first_unit, first_unit.
  exists (of_Q (1 # 2) * size 2 first_unit + 0), 0, [0%nat], [1%nat], Pa, few_1, (value_reached _ _ _ _ _ _ _ B), B.
  exact I.
Qed.
Lemma E0_best_terms_satisfiable : satisfiable @E0_best_terms.
Proof.
  destruct (@E2_example F) as (Rho & P & Root & L & W & Pa & B & _).
  exists F, 2%nat, 2%nat, unit_entry, 1%nat, 1, (of_Q (1 # 2)), 1, one_positive, Root, Rho, one_positive, P.
  exists (of_Q (1 # 2)), (of_Q 9), first_unit, (proj1 Rho), L, W, first_unit, first_unit.
  exists (of_Q (1 # 2) * size 2 first_unit + 0), 0, (value_reached _ _ _ _ _ _ _ B), B. exact I.
Qed.
Lemma E0_output_satisfiable : satisfiable @E0_output.
Proof.
  destruct (@E2_example F) as (Rho & P & Root & L & W & Pa & B & _).
  exists F, 2%nat, 2%nat, unit_entry, 1%nat, 1, (of_Q (1 # 2)), 1, one_positive, Root, Rho, one_positive, P.
  exists (of_Q (1 # 2)), (of_Q 9), first_unit, (proj1 Rho), L, W, first_unit, first_unit.
  exists (of_Q (1 # 2) * size 2 first_unit + 0), zero, 0, [0%nat], [1%nat], Pa, few_1.
  unshelve eexists; [intros j [<- | []]; reflexivity |]. exists B, (value_reached _ _ _ _ _ _ _ B).
  unshelve eexists; [apply of_length_zero; [apply one_nonneg | reflexivity] |]. unshelve eexists; [| exact I].
  intros [| [| j]] Hj; [discriminate | discriminate | lia].
Qed.

(** ** E1 *)

Lemma zero_reached : @value_at_most F 1 1 unit_entry zero 1 zero 0.
Proof. apply value_of_zero. reflexivity. Qed.

Lemma E1_iteration_satisfiable : satisfiable @E1_iteration.
Proof.
  exists F, 1%nat, 1%nat, unit_entry, 1, one_nonneg, 1, 1, one_positive, one_positive, (identity_norm 1).
  exists zero, zero, zero, zero, zero, zero, zero.
  unshelve eexists; [apply iteration_at_zero; [apply one_nonneg | reflexivity] |].
  unshelve eexists; [apply of_length_zero; [apply one_nonneg | reflexivity] |]. exact I.
Qed.
Lemma E1_block_satisfiable : satisfiable @E1_block.
Proof.
  exists F, 1%nat, 1%nat, unit_entry, 1, one_nonneg, 1, 1, one_positive, one_positive, (identity_norm 1).
  exists zero, zero, (fun _ => zero), (fun _ => zero), 1%nat, 0, (le_n 1).
  unshelve eexists; [apply iterates_at_zero; [apply one_nonneg | reflexivity] |]. exists zero_reached. exact I.
Qed.
Lemma E1_scaled_satisfiable : satisfiable @E1_scaled.
Proof.
  exists F, 1%nat, 1%nat, unit_entry, 1, 1, 1, 1, 1%nat, zero, zero, zero, zero, 0.
  exists one_nonneg, one_positive, one_positive, (identity_norm 1), one_positive, (le_n 1).
  unshelve eexists; [apply block_at_zero, one_nonneg |]. exists zero_reached. exact I.
Qed.

(** ** E2 *)

Lemma half_range : 0 < (of_Q (1 # 2) : F) < 1. Proof. split; reflexivity. Qed.

Lemma E2_value_satisfiable : satisfiable @E2_value.
Proof.
  destruct (@E2_example F) as (Rho & P & Root & L & W & Pa & B & D & Nm & Pl & Y & Re).
  exists F, 2%nat, 2%nat, unit_entry, (of_Q (1 # 2)), 1%nat, 1, (of_Q (1 # 2)), 1, one_positive, Root, Rho.
  exists one_positive.
  exists P, (proj1 Rho), L, (of_Q 9), W, first_unit, first_unit, [0%nat], [1%nat], 0, 0, Pa, few_1, B, D.
  exists (of_Q (1 # 2)), 1, 1, 36%nat, half_range, one_positive, Nm, Pl, Y. proving reflexivity.
  exists (fun _ _ => 0), O, Re, O, (of_Q (1 # 2) * size 2 first_unit + 0), (le_n 0), (value_reached _ _ _ _ _ _ _ B).
  exact I.
Qed.
Lemma E2_distance_satisfiable : satisfiable @E2_distance.
Proof.
  destruct (@E2_example F) as (Rho & P & Root & L & W & Pa & B & D & Nm & Pl & Y & Re).
  exists F, 2%nat, 2%nat, unit_entry, (of_Q (1 # 2)), 1%nat, 1, (of_Q (1 # 2)), 1, one_positive, Root, Rho.
  exists one_positive.
  exists P, (proj1 Rho), L, (of_Q 9), W, first_unit, first_unit, [0%nat], [1%nat], 0, 0, Pa, few_1, B, D.
  exists (of_Q (1 # 2)), 1, 1, 36%nat, half_range, one_positive, Nm, Pl, Y. proving reflexivity.
  exists (fun _ _ => 0), O, Re. exact I.
Qed.
Lemma E2_example_satisfiable : satisfiable @E2_example. Proof. exists F. exact I. Qed.

(** ** E3 *)

Lemma E3_isometry_satisfiable : satisfiable @E3_isometry.
Proof.
  exists F, 1%nat, 1%nat, unit_entry, 1%nat, (336 # 625)%Q. proving reflexivity.
  unshelve eexists; [apply identity_isometry; discriminate |]. exists (527 # 625)%Q, (31 # 25)%Q.
  proving reflexivity. proving reflexivity. proving reflexivity. proving reflexivity. proving reflexivity.
  exists 1, one_positive. proving reflexivity. exact I.
Qed.
Lemma constants_range_satisfiable : satisfiable @constants_range.
Proof.
  exists F, (336 # 625)%Q. proving reflexivity. exists (527 # 625)%Q, (31 # 25)%Q.
  proving reflexivity. proving reflexivity. proving reflexivity. proving reflexivity. proving reflexivity. exact I.
Qed.
Lemma E3_gershgorin_satisfiable : satisfiable @E3_gershgorin.
Proof.
  exists F, 1%nat, 1%nat, unit_entry, 0, 0, 1%nat, (le_refl 0), (le_refl 0), (le_n 1). unshelve eexists; [| exact I].
  intros j l Hj Hl. destruct (j =? l)%nat; apply identity_gram; assumption.
Qed.
Lemma E3_two_bases_satisfiable : satisfiable @E3_two_bases.
Proof.
  exists F, 1%nat, 1%nat, unit_entry, (fun _ => true), 0, 1%nat, (le_refl 0). unshelve eexists; [| exact I].
  intros j l Hj Hl. apply identity_gram; assumption.
Qed.
Lemma E3_columns_satisfiable : satisfiable @E3_columns.
Proof. exists F, O, O, O. proving (simpl; lia). proving (simpl; lia). exact I. Qed.
Lemma E3_rows_satisfiable : satisfiable @E3_rows.
Proof. exists F, O, O, O. proving (simpl; lia). proving (simpl; lia). exact I. Qed.
Lemma E3_norm_satisfiable : satisfiable @E3_norm. Proof. exists F, O. exact I. Qed.
