(** * That no theorem of TrainingFields.v is empty

    The networks and the training sets of VacuityNetworks.v over the rational numbers; the probability space is that of
    one fair bit. *)

From Coq Require Import QArith List Lqa Lia PeanoNat.
From Barriers Require Import OrderedFields Archimedean ProbabilitySpaces Algorithms Probability.
From Barriers Require Import GeneralAlgorithms GeneralFields GeneralTrees TrainingFields.
From Barriers Require Networks Minimisers Training.
From Barriers Require Import Vacuity VacuityNetworks VacuityComputation VacuityGeneral.
Import ListNotations.
Open Scope Q_scope.

Local Notation F := Q_field.
Local Notation K := Q_archimedean.
Notation within_20 := (@within_Xi K 2 [3%nat] 1 0 20 Minimisers.sup_cost 0).
Notation answer_20 := (@Minimisers.labels K 20).

(** The labels are right about just the members, a solution on T_0 just about T_0. *)
Lemma far_20 n v0 : Training.Xi 2 [3%nat] 1 0 20 Minimisers.sup_cost O v0 ->
  (within_20 n answer_20 /\ ~ within_20 n v0) \/ (~ within_20 n answer_20 /\ within_20 n v0).
Proof.
  apply (@training_far K 2 [3%nat] 1 0 0 20 Minimisers.sup_cost d_2 hidden_3 positive_3 a_1 r_20 (Qle_refl 0) cost_20).
  split; [apply Qle_refl | reflexivity].
Qed.

Lemma known_20 n v0 : Training.Xi 2 [3%nat] 1 0 20 Minimisers.sup_cost O v0 ->
  (within_20 n answer_20 \/ ~ within_20 n answer_20) /\ (within_20 n v0 \/ ~ within_20 n v0) /\
  (within_20 n answer_20 \/ within_20 n v0).
Proof. intros V. pose proof (far_20 n v0 V). tauto. Qed.

Lemma B2_fields_admissible_satisfiable : satisfiable @B2_fields_admissible.
Proof. exists K, 2%nat, 1, 20%nat, a_1, O. exact I. Qed.
Lemma B2_fields_satisfiable : satisfiable @B2_fields.
Proof.
  destruct B_solutions_are_there as [v0 V].
  exists K, 2%nat, [3%nat], 1, 0, 0, 20%nat, Minimisers.sup_cost, d_2, hidden_3, positive_3, a_1, r_20, cost_20, F, P,
    0.
  exists (toss _ answer_20 v0), half, eq_refl.
  proving (intros m; apply toss_by_event; apply (known_20 O v0 V)).
  proving (intros n; apply toss_half, (known_20 n v0 V)). exact I.
Qed.

Lemma first_toss : Pr P (fun w : tape => w O = true) (@of_Q F (1 # 2)).
Proof. exists (fun w => w O). split; [apply first_bit with (g := fun b => b) | split; [tauto | reflexivity]]. Qed.

Lemma B3_fields_satisfiable : satisfiable @B3_fields.
Proof.
  destruct B_solutions_are_there as [v0 V].
  exists K, 2%nat, [3%nat], 1, 0, 0, 20%nat, Minimisers.sup_cost, d_2, hidden_3, positive_3, a_1, r_20, (Qle_refl 0),
    cost_20.
  exists F, P, 0, (fun w : tape => w O = true), v0, o0, O, (conj (Qle_refl 0) eq_refl), V, first_toss. exact I.
Qed.
Lemma B4_fields_constant_satisfiable : satisfiable @B4_fields_constant.
Proof.
  exists K, 2%nat, [3%nat], 1, 20%nat, d_2, hidden_3, positive_3, a_1, r_20, any, unit, tt, o0, O. exact I.
Qed.
Lemma B4_fields_no_network_satisfiable : satisfiable @B4_fields_no_network.
Proof. destruct some_network as [phi H]. exists K, 2%nat, [3%nat], 1, 20%nat, a_1, r_20, phi, H. exact I. Qed.
Lemma B4_fields_below_satisfiable : satisfiable @B4_fields_below.
Proof.
  destruct B_solutions_are_there as [v0 V].
  exists K, 2%nat, [3%nat], 1, 20%nat, d_2, hidden_3, positive_3, a_1, r_20, 0, F, P.
  exists (toss _ answer_20 v0), half, eq_refl.
  proving (intros m; apply toss_by_event; apply (known_20 O v0 V)).
  proving (intros n; apply toss_half, (known_20 n v0 V)). exact I.
Qed.

(** At the accuracy -1 every network is wrong. *)
Lemma never_within n v : ~ @within_Xi K 2 [3%nat] 1 0 20 Minimisers.sup_cost (-1) n v.
Proof.
  intros W. destruct (W (1 # 2)) as (w & _ & _ & B); [reflexivity |].
  pose proof (@Minimisers.distance_nonneg K v w). in_Q. lra.
Qed.

Lemma always_event (D : oracle -> Prop) {M} m x o (G : M -> Prop) : G x -> event P (ends_by m (always D x) o G).
Proof.
  intros H. apply (bit_event _ (fun _ => true)). intros w. split; [reflexivity |]. intros _. exists x, [].
  split; [split; reflexivity |]. split; [exact H | intros k n []].
Qed.
Lemma always_one (D : oracle -> Prop) {M} (x : M) o : at_least P (ends (always D x) o (fun _ => True)) (@of_Q F 1).
Proof.
  apply (bit_at_least _ (fun _ => true)); [| discriminate]. intros b w _ _. exists x, [].
  split; [split; reflexivity | exact I].
Qed.

Lemma B5_fields_failure_satisfiable : satisfiable @B5_fields_failure.
Proof.
  destruct some_network as [phi H].
  exists K, 2%nat, [3%nat], 1, 0, 0, 20%nat, Minimisers.sup_cost, d_2, a_1, r_20, (Qle_refl 0), cost_20, F, P, (-1).
  exists (always _ (exist _ phi H)), eq_refl.
  exists (fun m => always_event _ m (exist _ phi H) _ _ (fun n _ => never_within n _)).
  exists (@of_Q F 1), 1, (always_one _ _ _), eq_refl. exact I.
Qed.
Lemma B5_fields_half_satisfiable : satisfiable @B5_fields_half.
Proof.
  destruct some_network as [phi H].
  exists K, 2%nat, [3%nat], 1, 0, 0, 20%nat, Minimisers.sup_cost, d_2, a_1, r_20, (Qle_refl 0), cost_20, F, P, (-1).
  exists (always _ (exist _ phi H)), eq_refl.
  exists (fun m => always_event _ m (exist _ phi H) _ _ (fun n _ => never_within n _)).
  exists 0, (fun n => nothing_is_certain _ _). exact I.
Qed.
Lemma B5_fields_zero_satisfiable : satisfiable @B5_fields_zero.
Proof.
  destruct some_network as [phi H].
  exists K, 2%nat, [3%nat], 1, 0, 0, 20%nat, Minimisers.sup_cost, d_2, a_1, r_20, (Qle_refl 0), cost_20, F, P, (-1).
  exists (always _ (exist _ phi H)), eq_refl.
  exists (fun m => always_event _ m (exist _ phi H) _ _ (fun n _ => never_within n _)).
  exists 0, (always_one _ _ _), (fun n _ => nothing_is_certain _ _). exact I.
Qed.

(** The network that solves T_0 has the flag 1 there; what never halts has the flag 0, and so says who always does. *)
Lemma X1_fields_networks_satisfiable : satisfiable @X1_fields_networks.
Proof.
  destruct B_solutions_are_there as (v0 & phi & H & S & Min).
  exists K, 2%nat, [3%nat], 1, 0, 0, 20%nat, Minimisers.sup_cost, d_2, a_1, r_20, (Qle_refl 0), cost_20, F, P, 0.
  exists (always _ (exist _ phi H)), (toss _ true false), eq_refl.
  assert (Y : general_flag (always (given (@answers K 2 1 20) (fun _ => True))
    (exist _ phi H : @network_of K 2 [3%nat]))
    (@answers K 2 1 20 O) (@predicts_within K 2 [3%nat] 1 0 20 Minimisers.sup_cost 0 O) true).
  { exists (exist _ phi H), []. split; [split; reflexivity |]. intros e He.
    exists (Minimisers.predictions phi (Training.input 2 1 20 O)). split.
    - exists phi. split; [exact H |]. split; [apply Networks.same_refl | exact Min].
    - split; [reflexivity |].
      apply Minimisers.distance_le; [reflexivity | in_Q; lra |]. simpl proj1_sig.
      set (v := Minimisers.predictions _ _). clearbody v.
      induction v as [| u v IH]; constructor; [apply abs_le_condition; in_Q; lra | exact IH]. }
  proving (intros m; apply toss_by_event; [left; exact Y | right; intros N; exact (N Y)]).
  exists 0, (or_introl Y), (fun n => nothing_is_certain _ _). exact I.
Qed.
Lemma X1_fields_networks_above_satisfiable : satisfiable @X1_fields_networks_above.
Proof.
  exists K, 2%nat, [3%nat], 1, 0, 0, 20%nat, Minimisers.sup_cost, d_2, a_1, r_20, (Qle_refl 0), cost_20, F, P, 0.
  exists (nothing _), (toss _ false false), eq_refl.
  proving (intros m; apply toss_by_event; left; apply nothing_flag).
  exists (@of_Q F 1), (of_Q_lt F (1 # 2) 1 eq_refl). proving (intros n; apply toss_one; apply nothing_flag). exact I.
Qed.
