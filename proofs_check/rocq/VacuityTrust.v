(** * That no theorem about trust is empty: T0-T3

    The instances: T1 and T2, the certificates of TrustExamples.v, at the data themselves; T0, a regression of one row
    and column, x -> |x| + (1 - x)^2, and a program min x, x = 1, x >= 0; T3, the same regression with -1 for 1, and
    min x and min -x on [0, 1]. *)

From Coq Require Import ZArith QArith Qabs List Lqa Lia PeanoNat.
From Barriers Require Import OrderedFields LinearSystems Regressions Programs TrustRegression TrustProgram.
From Barriers Require Import Algorithms TrustRational TrustExamples TrustAnswers Vacuity.
Import ListNotations.
Open Scope Q_scope.

Local Notation F := Q_field.
Definition ones : nat -> F := fun _ => 1.
Definition zeros : nat -> F := fun _ => 0.
Definition halves : nat -> F := fun _ => 1 # 2.
Definition one_entry : nat -> nat -> F := fun _ _ => 1.

(** What is within radii >= 0 of itself. *)
Lemma same_within (t e : F) : (0 <= e)%F -> (fabs (t - t) <= e)%F.
Proof. intros H. pose proof (abs_spec (t - t)%F). fra. Qed.

Lemma nonnegative (f : nat -> F) (n : nat) : (forall j, 0 <= f j) -> forall j, (j < n)%nat -> (fzero <= f j)%F.
Proof. intros H j _. apply H. Qed.

(** ** T0 *)

Lemma half_is_optimal : @optimality F 1 1 ones zeros one_entry ones halves halves.
Proof. intros [| j] Hj; [| lia]. split; vm_compute; [discriminate | reflexivity]. Qed.

Lemma half_minimises : @minimises F 1 1 ones zeros one_entry ones halves halves.
Proof.
  apply (T0_minimiser 1 1 ones zeros); [intros a _; discriminate | intros j _; apply Qle_refl | exact half_is_optimal].
Qed.

Lemma T0_minimiser_satisfiable : satisfiable @T0_minimiser.
Proof.
  exists F, 1%nat, 1%nat, ones, zeros, (nonnegative ones 1 (fun _ => ltac:(discriminate))).
  exists (nonnegative zeros 1 (fun _ => Qle_refl 0)), one_entry, ones, halves, halves, half_is_optimal. exact I.
Qed.
Lemma T0_one_minimiser_satisfiable : satisfiable @T0_one_minimiser.
Proof.
  exists F, 1%nat, 1%nat, ones, zeros, (nonnegative ones 1 (fun _ => ltac:(discriminate))).
  exists (nonnegative zeros 1 (fun _ => Qle_refl 0)), one_entry, ones, halves, halves, half_is_optimal.
  exists zeros, [0%nat]. proving (repeat constructor; intros []). proving (intros j [<- | []]; lia).
  unshelve eexists; [| unshelve eexists].
  - intros [| j] Hj _ _; [| lia]. split; [vm_compute; discriminate |].
    split; [intros _; reflexivity | intros _; left; reflexivity].
  - intros e H j [<- | []]. specialize (H O ltac:(lia) ltac:(reflexivity)).
    change (1 * e O + 0 == 0) in H. simpl. lra.
  - exists halves, half_minimises, O. proving lia. exact I.
Qed.
Lemma T0_p2_satisfiable : satisfiable @T0_p2.
Proof. exists F, 1%nat, 1%nat, one_entry, ones, halves, 1. exact I. Qed.
Lemma T0_d_satisfiable : satisfiable @T0_d.
Proof. exists F, 1%nat, 1%nat, 1, 1, 1, ones. exact I. Qed.

Definition from_0 : nat -> option F := fun _ => Some (0 : F).
Definition unbounded : nat -> option F := fun _ => None.
Definition to_1 : nat -> option F := fun _ => Some (1 : F).

Lemma one_is_feasible : @feasible F 1 1 from_0 unbounded one_entry ones ones.
Proof.
  split; [intros [| a] Ha; [reflexivity | lia] |]. intros j _. split; [vm_compute; discriminate | exact I].
Qed.
Lemma one_is_complementary : forall j, (j < 1)%nat ->
  (flt fzero (@reduced_cost F 1 one_entry ones ones j) -> equals (from_0 j) (ones j)) /\
  (flt (@reduced_cost F 1 one_entry ones ones j) fzero -> equals (unbounded j) (ones j)).
Proof. intros [| j] Hj; [| lia]. split; intros H; vm_compute in H; discriminate H. Qed.

Lemma T0_optimal_satisfiable : satisfiable @T0_optimal.
Proof.
  exists F, 1%nat, 1%nat, from_0, unbounded, one_entry, ones, ones, ones, ones, one_is_feasible, one_is_complementary.
  exact I.
Qed.
Lemma T0_one_optimal_satisfiable : satisfiable @T0_one_optimal.
Proof.
  exists F, 1%nat, 1%nat, from_0, unbounded, one_entry, ones, ones, ones, ones, one_is_feasible, one_is_complementary.
  exists [0%nat]. proving (repeat constructor; intros []). proving (intros j [<- | []]; lia).
  unshelve eexists; [intros [| j] Hj _ N; [destruct N; left; reflexivity | lia] |].
  unshelve eexists.
  - intros e H j [<- | []]. specialize (H O ltac:(lia)).
    change (1 * e O + 0 == 0) in H. simpl. lra.
  - exists ones, (T0_optimal 1 1 from_0 unbounded one_entry ones ones ones ones one_is_feasible one_is_complementary).
    exists O.
    proving lia. exact I.
Qed.
Lemma T0_infeasible_satisfiable : satisfiable @T0_infeasible.
Proof.
  exists F, 1%nat, 1%nat, from_0, unbounded, one_entry, (fun _ => -1), (fun _ => -1), zeros. unshelve eexists.
  - intros [| j] t Hj H _; [| lia]. change (0 <= t) in H. change ((1 * -1 + 0) * t <= 0). lra.
  - proving reflexivity. exists zeros. exact I.
Qed.
Lemma T0_unbounded_satisfiable : satisfiable @T0_unbounded.
Proof.
  exists F, O, 1%nat, from_0, unbounded, one_entry, ones, (fun _ => -1), zeros, ones. unshelve eexists.
  - split; [intros a Ha; lia |]. intros j _. split; [vm_compute; discriminate | exact I].
  - proving (intros a Ha; lia). unshelve eexists.
    { intros j _. split; [intros _; vm_compute; discriminate | intros N; destruct N; reflexivity]. }
    proving reflexivity. exists 0. exact I.
Qed.

(** ** T1, T2 *)

Lemma radii_nonnegative j : 0 <= example_radii j.
Proof. destruct j as [| [| [| j]]]; try discriminate. destruct j; discriminate. Qed.

Lemma T1_regression_satisfiable : satisfiable @T1_regression.
Proof.
  destruct T1_example as (H1 & H2 & H3 & H4).
  exists F, 2%nat, 3%nat, (fun _ => 1), (fun _ => 0), (nonnegative ones 2 (fun _ => ltac:(discriminate))).
  exists (nonnegative zeros 3 (fun _ => Qle_refl 0)), example_A, example_y, example_thresholds, example_radii,
    (1 # 100).
  exists (fun _ => 0), [0; 1]%nat, (entry [0; 1]), (entry [2; 3 # 4]), (fun _ => 1 # 10), example_inverse.
  exists (fun _ _ => 1 # 4), H1, H2, H3, H4, example_A, example_y, example_thresholds. unshelve eexists; [| exact I].
  split; [intros a j _ _; apply same_within, radii_nonnegative |].
  split; [intros a _; apply same_within; discriminate |]. intros j _. split; [apply same_within, Qle_refl |].
  destruct j as [| [| [| j]]]; try discriminate. destruct j; discriminate.
Qed.
Lemma T1_rational_satisfiable : satisfiable @T1_rational.
Proof.
  destruct T1_example as (H1 & H2 & H3 & H4).
  exists F, 2%nat, 3%nat, (fun _ => 1), (fun _ => 0), (nonnegative ones 2 (fun _ => ltac:(discriminate))).
  exists (nonnegative zeros 3 (fun _ => Qle_refl 0)), example_A, example_y, example_thresholds, example_radii,
    (1 # 100).
  exists (fun _ => 0), [0; 1]%nat, (entry [0; 1]), (entry [2; 3 # 4]), (fun _ => 1 # 10), example_inverse.
  exists (fun _ _ => 1 # 4), H1, H2, H3, H4, (into2 example_A), (into example_y), (into example_thresholds).
  unshelve eexists; [| exact I].
  split; [intros a j _ _; apply same_within, (of_Q_le F 0), radii_nonnegative |].
  split; [intros a _; apply same_within, (of_Q_le F 0); discriminate |].
  intros j _. split; [apply same_within, (of_Q_le F 0), Qle_refl |].
  apply (of_Q_le F 0). destruct j as [| [| [| j]]]; try discriminate. destruct j; discriminate.
Qed.
Lemma T1_example_satisfiable : satisfiable @T1_example. Proof. exact I. Qed.

Lemma T2_program_satisfiable : satisfiable @T2_program.
Proof.
  destruct T2_example as (H1 & H2 & H3 & H4 & H5).
  exists F, 1%nat, 4%nat, example_lower, example_upper, (fun _ _ => 1), (fun _ => 1), (entry [1; 2; 0; 0]).
  exists (fun _ _ => 1 # 100), (fun _ => 1 # 100), (fun _ => 1 # 100), [0%nat], example_place,
    (entry [3 # 4; 0; 1 # 4; 0]).
  exists (fun _ => 1), (fun _ => 1 # 10), (fun _ => 1 # 10), (fun _ _ => 1), H1, H2, H3, H4, H5.
  exists (fun _ _ => 1), (fun _ => 1), (entry [1; 2; 0; 0]). unshelve eexists; [| exact I].
  split; [| split]; intros; apply same_within; discriminate.
Qed.
Lemma T2_rational_satisfiable : satisfiable @T2_rational.
Proof.
  destruct T2_example as (H1 & H2 & H3 & H4 & H5).
  exists F, 1%nat, 4%nat, example_lower, example_upper, (fun _ _ => 1), (fun _ => 1), (entry [1; 2; 0; 0]).
  exists (fun _ _ => 1 # 100), (fun _ => 1 # 100), (fun _ => 1 # 100), [0%nat], example_place,
    (entry [3 # 4; 0; 1 # 4; 0]).
  exists (fun _ => 1), (fun _ => 1 # 10), (fun _ => 1 # 10), (fun _ _ => 1), H1, H2, H3, H4, H5.
  exists (into2 (fun _ _ => 1)), (into (fun _ => 1)), (into (entry [1; 2; 0; 0])). unshelve eexists; [| exact I].
  split; [| split]; intros; apply same_within, (of_Q_le F 0); discriminate.
Qed.
Lemma T2_example_satisfiable : satisfiable @T2_example. Proof. exact I. Qed.

(** ** T3 *)

(** The regression with y = 1 or -1 and threshold 1/2: x = 1/2 or -1/2, known within 1/10. *)
Lemma signed_certificate (s : Q) : s = 1 \/ s = -1 ->
  @certified_regression F 1 1 ones zeros one_entry (fun _ => s) halves [0%nat] (fun _ => s).
Proof.
  intros E. split; [intros j _; discriminate |].
  exists (fun _ => (1 # 2) * s), (fun _ => 1 # 10), one_entry, one_entry. split; [| split; [| split]].
  - split; [repeat constructor; intros [] |]. split; [intros i [<- | []]; split; [lia | reflexivity] |].
    intros i _. destruct E as [-> | ->]; [left | right; left]; reflexivity.
  - intros i [<- | []]. destruct E as [-> | ->]; vm_compute; reflexivity.
  - intros i [<- | []] _. destruct E as [-> | ->]; vm_compute; reflexivity.
  - intros [| j] Hj N; [destruct N; left; reflexivity | lia].
Qed.

Lemma T3_regression_satisfiable : satisfiable @T3_regression.
Proof.
  exists F, 1%nat, 1%nat, ones, zeros, (nonnegative ones 1 (fun _ => ltac:(discriminate))).
  exists (nonnegative zeros 1 (fun _ => Qle_refl 0)).
  exists one_entry, (fun _ => 1), halves, [0%nat], (fun _ => 1), one_entry, (fun _ => -1), halves, [0%nat],
    (fun _ => -1), O.
  exists (signed_certificate 1 (or_introl eq_refl)), (signed_certificate (-1) (or_intror eq_refl)), (le_n 1).
  proving reflexivity. proving reflexivity. proving (vm_compute; discriminate).
  exists (fun _ _ => 0), (Output (fun _ => 1%Z)), O, O, 0, 0. proving (constructor 1; apply Qle_refl).
  proving (constructor 1; apply Qle_refl). exact I.
Qed.

(** min c x on [0, 1], without rows. *)
Lemma bound_certificate (c : Q) (place : place) : (c = 1 /\ place = AtLower) \/ (c = -1 /\ place = AtUpper) ->
  @certified_program F 0 1 from_0 to_1 one_entry ones (fun _ => c) [] (fun _ => place).
Proof.
  intros E. exists (fun _ => match place with AtUpper => 1 | _ => 0 end), zeros, ones, ones, one_entry.
  split; [| split; [| split; [| split]]].
  - split; [constructor |]. split; [reflexivity |]. split; [intros i [] |]. split; [intros a Ha; lia |].
    intros j _ _. destruct E as [[_ ->] | [_ ->]]; split; vm_compute; reflexivity || discriminate.
  - intros i [].
  - intros i [].
  - intros a Ha. lia.
  - intros [| j] Hj _; [| lia]. destruct E as [[-> ->] | [-> ->]]; vm_compute; reflexivity.
Qed.

Lemma T3_program_satisfiable : satisfiable @T3_program.
Proof.
  exists F, O, 1%nat, from_0, to_1, one_entry, ones, (fun _ => 1), [], (fun _ => AtLower).
  exists one_entry, ones, (fun _ => -1), [], (fun _ => AtUpper), O.
  exists (bound_certificate 1 AtLower (or_introl (conj eq_refl eq_refl))).
  exists (bound_certificate (-1) AtUpper (or_intror (conj eq_refl eq_refl))), (le_n 1).
  unshelve eexists; [intros t H0 H1; simpl in H0, H1; lra |]. proving (vm_compute; discriminate).
  exists (fun _ _ => 0), (Output (fun _ => (true, false))), O, O, 0, 0. proving (constructor 1; apply Qle_refl).
  proving (constructor 1; apply Qle_refl). exact I.
Qed.
