(** * That no theorem of A and B0-B1, B4-B5 about networks is empty

    The instances: d = 2, one hidden layer of three neurons (P = 4), a = 1, training sets of 20 points, the network that
    reads the tiny print (A2), the stable network for two points (A5), the cost sup-norm with eps = epshat = 0. *)

From Coq Require Import QArith List Sorting.Sorted Lqa Lia PeanoNat.
From Barriers Require Import OrderedFields Archimedean Networks Classification Alternation Instability StableNetwork.
From Barriers Require Import Minimisers.
From Barriers Require Zigzag Precision Uncountability RandomSets RandomPoints.
From Barriers Require Import Vacuity.
Import ListNotations.
Open Scope field_scope.

Local Notation K := Q_archimedean.
Local Notation "0" := (@fzero K) : field_scope.
Local Notation "1" := (@fone K) : field_scope.
Local Notation eps := (@eps K).

(** ** The instances, over the rational numbers *)

Lemma d_2 : (2 <= 2)%nat. Proof. lia. Qed.
Lemma hidden_3 : [3%nat] <> []. Proof. discriminate. Qed.
Lemma positive_3 : Forall (le 1) [3%nat]. Proof. repeat constructor. Qed.
Lemma a_1 : $(1 # 2) <= 1 <= 1. Proof. split; discriminate. Qed.
Lemma identity_monotone : @monotone K (fun y => y). Proof. left. auto. Qed.
Lemma delta_20 : 0 < eps 20 <= eps 20. Proof. split; [reflexivity | apply le_refl]. Qed.
Lemma zero_20 n : fabs 0 <= eps n. Proof. apply abs_le_condition. pose proof (@eps_pos K n). fra. Qed.
Lemma cost_20 : @cost_function_within K 20 0 0 sup_cost. Proof. apply sup_cost_within. Qed.
Lemma zero_nonneg : 0 <= 0. Proof. apply le_refl. Qed.

(** A network that reads the tiny print: it is f_a on all points of the training set. *)
Lemma reader_right : exists phi, @NN K 2 [3%nat] phi /\
  forall k, value phi (z_point 2 1 (eps 20) k) == f 1 (z_point 2 1 (eps 20) k).
Proof.
  destruct (@A2_success K 2 [3%nat] 1 (eps 20) d_2 hidden_3 positive_3 (proj1 delta_20)) as (phi & H & _ & V).
  exists phi. auto.
Qed.

Lemma right_does_not_fail (phi : network K) p : value phi p == f 1 p -> fails (fun y => y) phi 1 p = false.
Proof.
  intros E. unfold fails. destruct (le_bool $(1 # 2) (fabs (value phi p - f 1 p))) eqn:F; [| reflexivity].
  apply le_bool_iff in F. pose proof (abs_spec (value phi p - f 1 p)). fra.
Qed.

(** The stable network for two points: right on the closed balls. *)
Lemma stable_right : exists psi, @NN K 2 [2%nat] psi /\
  forall k p, (1 <= k <= 2)%nat -> length p = 2%nat -> distance p (z_point 2 1 0 k) <= eps 2 -> value psi p == f 1 p.
Proof. exact (@A5_stable_network_exists K 2 2 1 0 d_2 d_2 a_1). Qed.

Lemma some_network : exists phi, @NN K 2 [3%nat] phi.
Proof. destruct reader_right as (phi & H & _). exists phi. exact H. Qed.

(** ** A0-A2 *)

Lemma A0_pieces_satisfiable : satisfiable @A0_pieces.
Proof.
  destruct some_network as [phi H]. exists (K : ordered_field), 2%nat, [3%nat], phi, [0; 0], [1; 0], H. exact I.
Qed.
Lemma A0_continuous_satisfiable : satisfiable @A0_continuous.
Proof.
  destruct some_network as [phi H]. exists (K : ordered_field), 2%nat, [3%nat], phi, [0; 0], [1; 0], H. exact I.
Qed.
Lemma A1_well_separated_satisfiable : satisfiable @A1_well_separated.
Proof. exists K, 2%nat, 1, (eps 20), 20%nat, d_2, a_1, delta_20. exact I. Qed.
Lemma A1_closed_balls_satisfiable : satisfiable @A1_closed_balls.
Proof.
  exists K, 2%nat, 1, (eps 20), 20%nat, 1%nat, (x_point 2 1 1), d_2, a_1. proving lia. exists eq_refl.
  unshelve eexists; [| exact I]. right. discriminate.
Qed.
Lemma A2_success_satisfiable : satisfiable @A2_success.
Proof. exists K, 2%nat, [3%nat], 1, (eps 20), d_2, hidden_3, positive_3, (proj1 delta_20). exact I. Qed.
Lemma A2_minimises_satisfiable : satisfiable @A2_minimises.
Proof. exists K, 2%nat, [3%nat], 1, (eps 20), 20%nat, d_2, hidden_3, positive_3, a_1, (proj1 delta_20). exact I. Qed.

(** ** A3: 4 q + P <= n + 2 with n = 20, P = 4, q = 4 *)

Lemma A3_universal_instability_satisfiable : satisfiable @A3_universal_instability.
Proof.
  destruct some_network as [phi H].
  exists K, 2%nat, [3%nat], phi, (fun y => y), 1, (eps 20), 0, 20%nat, H, identity_monotone, a_1, (zero_20 20).
  exact I.
Qed.
Lemma A3_one_vector_satisfiable : satisfiable @A3_one_vector.
Proof.
  destruct some_network as [phi H]. exists K, 2%nat, [3%nat], phi, (fun y => y), 1, (eps 20), 0, 20%nat, 4%nat.
  exists H, identity_monotone, a_1, delta_20, (zero_20 20). unshelve eexists; [| exact I]. simpl. lia.
Qed.
Lemma A3_breaks_satisfiable : satisfiable @A3_breaks.
Proof.
  destruct reader_right as (phi & H & V). exists K, 2%nat, [3%nat], phi, (fun y => y), 1, (eps 20), 20%nat.
  exists H, identity_monotone, a_1, (fun k _ => right_does_not_fail _ _ (V k)). exact I.
Qed.
Lemma A3_attained_satisfiable : satisfiable @Zigzag.A3_attained.
Proof. exists K, 2%nat, 3%nat, 1, 20%nat, d_2, (le_n 3), a_1. exact I. Qed.
Lemma A3_not_lowered_satisfiable : satisfiable @Zigzag.A3_not_lowered.
Proof. exists K, 2%nat, 3%nat, 1, 4%nat, d_2, (le_n 3), a_1. proving lia. exact I. Qed.

(** ** A4 *)

Lemma some_interval : - eps 20 <= 0 /\ 0 < eps 20 /\ eps 20 <= eps 20.
Proof. repeat split; discriminate. Qed.

Lemma A4_few_changes_satisfiable : satisfiable @Uncountability.A4_few_changes.
Proof.
  destruct some_network as [phi H]. exists K, 2%nat, [3%nat], phi, (fun y => y), 1, 20%nat, 1%nat, [0; eps 20].
  exists H, identity_monotone, a_1. proving lia. unshelve eexists; [| unshelve eexists; [| exact I]].
  - repeat constructor; discriminate.
  - repeat constructor; discriminate.
Qed.
Lemma A4_failing_set_constant_satisfiable : satisfiable @Uncountability.A4_failing_set_constant.
Proof.
  destruct some_network as [phi H]. destruct some_interval as (L & M & U).
  exists K, 2%nat, [3%nat], phi, (fun y => y), 1, 20%nat, 0, (eps 20), H, identity_monotone, a_1, L, M, U. exact I.
Qed.
Lemma A4_many_perturbations_satisfiable : satisfiable @Uncountability.A4_many_perturbations.
Proof.
  destruct some_network as [phi H]. destruct some_interval as (L & M & U).
  exists K, 2%nat, [3%nat], phi, (fun y => y), 1, (eps 20), 20%nat, 0, (eps 20), H, identity_monotone, a_1, L, M, U.
  exact I.
Qed.
Lemma A4_many_functions_satisfiable : satisfiable @Uncountability.A4_many_functions.
Proof.
  exists K, (abscissa 1), (of_Q (1 # 100)), 1, 2%nat, a_1. unshelve eexists; [| exact I].
  intros k Hk. assert (E : k = 1%nat \/ k = 2%nat) by lia. destruct E as [-> | ->]; split; reflexivity.
Qed.
Lemma A4_functions_differ_satisfiable : satisfiable @Uncountability.A4_functions_differ.
Proof. exists K, (of_Q (1 # 2)), 1, [of_Q (3 # 4)], eq_refl, eq_refl, eq_refl. exact I. Qed.
Lemma A4_one_certificate_satisfiable : satisfiable @Uncountability.A4_one_certificate.
Proof.
  destruct some_network as [phi H].
  exists K, 2%nat, [3%nat], phi, (fun y => y), 1, (eps 20), (eps 21), 20%nat, H, identity_monotone, a_1, eq_refl,
    eq_refl.
  exact I.
Qed.

(** ** A5-A8 *)

Lemma A5_stable_network_exists_satisfiable : satisfiable @A5_stable_network_exists.
Proof. exists K, 2%nat, 20%nat, 1, (eps 20), d_2. proving lia. exists a_1. exact I. Qed.
Lemma A6_dimensions_must_grow_satisfiable : satisfiable @A6_dimensions_must_grow.
Proof.
  destruct stable_right as (psi & H & V).
  exists K, 2%nat, [2%nat], psi, (fun y => y), 1, 2%nat, H, identity_monotone, a_1.
  unshelve eexists; [| exact I]. intros k Hk. apply right_does_not_fail. apply (V k); [exact Hk | reflexivity |].
  assert (E : k = 1%nat \/ k = 2%nat) by lia. destruct E as [-> | ->]; discriminate.
Qed.
Lemma distance_of_sum (x : vector K) : forall y, length x = length y -> distance (add x y) x <= norm y.
Proof.
  unfold norm. induction x as [| u x IH]; intros [| v y] L; try discriminate.
  injection L as L. cbn [add length repeat distance]. specialize (IH y L).
  apply max_lub; [| eapply le_trans; [exact IH | apply le_max_r]].
  eapply le_trans; [| apply le_max_l]. pose proof (abs_spec (u + v - u)). pose proof (abs_spec (v - 0)). fra.
Qed.
Lemma A6_accurate_and_stable_satisfiable : satisfiable @A6_accurate_and_stable.
Proof.
  destruct stable_right as (psi & H & V).
  exists K, 2%nat, [2%nat], psi, (fun y => y), 1, 0, 2%nat, d_2, H, identity_monotone, a_1, zero_nonneg.
  unshelve eexists; [| exact I]. intros k y Hk Ly Ny.
  apply right_does_not_fail. apply (V k); [exact Hk | |].
  - destruct y as [| y1 [| y2 [|]]]; try discriminate. reflexivity.
  - eapply le_trans; [apply distance_of_sum; rewrite Ly; reflexivity |]. eapply le_trans; [exact Ny | discriminate].
Qed.

Lemma A7_independent_of_B_satisfiable : satisfiable @RandomSets.A7_independent_of_B.
Proof. exists 2%nat, 20%nat, 3%nat. proving lia. exists (RandomSets.all_below 2). exact I. Qed.
Lemma A7_tail_satisfiable : satisfiable @RandomSets.A7_tail.
Proof. exists 20%nat, 2%nat. proving lia. exact I. Qed.
Lemma A7_all_below_satisfiable : satisfiable @RandomSets.A7_all_below.
Proof. exists 20%nat, 3%nat, 2%nat. proving lia. exact I. Qed.
Lemma A7_a_satisfiable : satisfiable @RandomSets.A7_a.
Proof. exists 20%nat, 2%nat, 20%nat, (1 # 10), eq_refl. proving discriminate. exists (le_n 20). exact I. Qed.
Lemma A7_b_satisfiable : satisfiable @RandomSets.A7_b.
Proof. exists 20%nat, 200%nat, 9%nat. proving lia. exact I. Qed.
Lemma A7_a_and_b_satisfiable : satisfiable @RandomSets.A7_a_and_b.
Proof.
  exists 20%nat, 2%nat, 20%nat, (1 # 10), 1%nat, eq_refl. proving discriminate. exists (le_n 20). proving lia.
  exact I.
Qed.
Lemma A7_exactly_satisfiable : satisfiable @RandomSets.A7_exactly.
Proof. exists 20%nat, 200%nat, 10%nat, 9%nat. proving lia. exact I. Qed.
Lemma A7_separated_satisfiable : satisfiable @RandomPoints.A7_separated.
Proof.
  exists K, 2%nat, 1, (eps 20), 20%nat, [1; 3; 1]%nat, d_2, a_1, delta_20. unshelve eexists; [| exact I].
  repeat constructor; lia.
Qed.
Lemma A7_universal_instability_satisfiable : satisfiable @RandomPoints.A7_universal_instability.
Proof.
  destruct some_network as [phi H].
  exists K, 2%nat, [3%nat], phi, (fun y => y), 1, (eps 20), 0, [6; 5; 4; 3; 2; 1; 9]%nat, 20%nat, 6%nat, 1%nat.
  exists H, identity_monotone, a_1, delta_20, (zero_20 20). proving simpl; lia. exists eq_refl.
  unshelve eexists; [| exact I]. simpl. lia.
Qed.

Lemma A8_price_in_precision_satisfiable : satisfiable @Precision.A8_price_in_precision.
Proof.
  destruct reader_right as (phi & H & V).
  exists K, 2%nat, [3%nat], phi, 1, (eps 20), 20%nat, 0, (Precision.largest_weight phi).
  exists H, a_1. proving discriminate. proving simpl; lia.
  assert (W0 : 0 <= Precision.largest_weight phi).
  { unfold Precision.largest_weight. induction (Precision.all_weights phi) as [| w ws IH]; simpl; [apply le_refl |].
    eapply le_trans; [exact IH | apply le_max_r]. }
  exists (proj2 (Precision.largest_weight_bounds phi _ W0) (le_refl _)). unshelve eexists; [| exact I].
  intros k _. specialize (V k).
  pose proof (abs_spec (value phi (z_point 2 1 (eps 20) k) - f 1 (z_point 2 1 (eps 20) k))).
  fra.
Qed.
Lemma A8_attained_satisfiable : satisfiable @Precision.A8_attained.
Proof.
  exists K, 2%nat, [3%nat], 1, (of_Q (1 # 3)), 1, 0, d_2, hidden_3, positive_3, a_1. proving discriminate.
  proving discriminate.
  exists zero_nonneg. unshelve eexists; [| exact I]. reflexivity.
Qed.

(** ** B0-B5, the parts about vectors and networks: r = 20 >= P + 2 *)

Lemma r_20 : (P [3%nat] + 2 <= 20)%nat. Proof. simpl. lia. Qed.

Lemma B0_error_at_least_half_satisfiable : satisfiable @B0_error_at_least_half.
Proof. destruct some_network as [phi H]. exists K, 2%nat, [3%nat], phi, 1, 20%nat, H, a_1, r_20. exact I. Qed.
Lemma B0_half_attained_satisfiable : satisfiable @B0_half_attained.
Proof. exists K, 2%nat, [3%nat], 1, 20%nat. proving lia. exists hidden_3, positive_3, a_1. exact I. Qed.
Lemma B1_separation_satisfiable : satisfiable @B1_separation.
Proof.
  exists K, 2%nat, [3%nat], 1, (eps 20), 0, 0, 20%nat, sup_cost, d_2, hidden_3, positive_3, a_1, (proj1 delta_20),
    r_20.
  exists zero_nonneg, cost_20. exact I.
Qed.
Lemma B4_quarter_satisfiable : satisfiable @B4_quarter.
Proof.
  exists K, 2%nat, [3%nat], 1, (eps 20), 20%nat, d_2, hidden_3, positive_3, a_1, (proj1 delta_20), r_20. exact I.
Qed.
Lemma B5_error_satisfiable : satisfiable @B5_error.
Proof.
  destruct some_network as [phi H].
  exists K, 2%nat, [3%nat], phi, 1, 0, 0, 20%nat, sup_cost, d_2, H, a_1, r_20, zero_nonneg, cost_20. exact I.
Qed.

(** ** What the audits and the tests rely on *)

Lemma f_on_level_sets_satisfiable : satisfiable @f_on_level_sets.
Proof. exists K, 1, [of_Q (2 # 3)], 1%nat, eq_refl, (le_n 1). proving discriminate. exists eq_refl. exact I. Qed.
Lemma label_for_many_a_satisfiable : satisfiable @Uncountability.label_for_many_a.
Proof.
  exists K, 1, (of_Q (2 # 3)), (of_Q (1 # 100)), 1%nat, [of_Q (2 # 3)], eq_refl, eq_refl. proving discriminate.
  proving discriminate. exact I.
Qed.
Lemma B_training_sets_close_satisfiable : satisfiable @B_training_sets_close.
Proof. exists K, 2%nat, 1, (eps 20), 20%nat, 1%nat, a_1. proving discriminate. proving lia. exact I. Qed.
Lemma B_solutions_exist_satisfiable : satisfiable @B_solutions_exist.
Proof.
  destruct some_network as [phi H]. pose (T := training_set 2 1 (eps 20) 20).
  exists K, 2%nat, [3%nat], 1, (eps 20), 1, 20%nat, sup_cost, phi, (distance (predictions phi T) (labels 20)).
  exists eq_refl, (proj1 cost_20), H, (le_refl _). exact I.
Qed.
Lemma sup_cost_within_satisfiable : satisfiable @sup_cost_within.
Proof. exists K, 20%nat. exact I. Qed.
Lemma NN_decided_satisfiable : satisfiable @NN_decided.
Proof. destruct some_network as [phi _]. exists (K : ordered_field), 2%nat, [3%nat], phi. exact I. Qed.
Lemma largest_weight_bounds_satisfiable : satisfiable @Precision.largest_weight_bounds.
Proof. destruct some_network as [phi _]. exists K, phi, 1. proving discriminate. exact I. Qed.

(** Nor are the sets of solutions of B empty: for the sup cost T_0 has a solution; the labels solve T_delta. *)
Lemma B_solutions_are_there : exists v0, solution 2 [3%nat] sup_cost 0 (labels 20) (training_set 2 1 0 20) v0.
Proof.
  destruct (B4_quarter 2 [3%nat] 1 (eps 20) 20 d_2 hidden_3 positive_3 a_1 (proj1 delta_20) r_20) as [_ (v & V & _)].
  exists v. exact V.
Qed.
