(** * That no theorem about algorithms is empty: J, K, W, X1, X2, B2-B5

    The instances: outputs are [true] and [false] with the discrete metric.  Jump family: 4^-n in all evaluations, 0 in
    the limit; the limit has the solution [true], the members [false].  Fork family: 4^-n in evaluation 0 on the one
    branch, in evaluation 1 on the other; every output solves the limit, [true] the one branch, [false] the other.  The
    algorithm is a coin between both outputs, b = 1/2, if the theorem does not ask for another. *)

From Coq Require Import QArith Qabs List Lqa Lia PeanoNat.
From Barriers Require Import Algorithms Probability Tapes Computation Sharpness Flags Samples.
From Barriers Require Networks Minimisers Training.
From Barriers Require Import OrderedFields Archimedean.
From Barriers Require Import TrustBarriers.
From Barriers Require Import Vacuity VacuityNetworks.
Import ListNotations.
Open Scope Q_scope.

(** ** The families *)

Definition a_jump (n k : nat) : Q := match n with O => 0 | S _ => power (1 # 4) n end.
Definition jump_right (n : nat) (x : bool) : Prop := x = match n with O => true | S _ => false end.

Definition a_fork (iota : fork) (k : nat) : Q :=
  match iota, k with Member One n, O => power (1 # 4) n | Member Two n, S O => power (1 # 4) n | _, _ => 0 end.
Definition fork_right (iota : fork) (x : bool) : Prop :=
  match iota with Limit => True | Member One _ => x = true | Member Two _ => x = false end.

Definition d := discrete bool.
Definition o0 : oracle := fun _ _ => 0.

Lemma quarter_positive n : 0 < power (1 # 4) n.
Proof. apply power_positive. lra. Qed.

Lemma a_jump_close n k : (1 <= n)%nat -> Qabs (a_jump n k - a_jump O k) <= power (1 # 4) n.
Proof.
  intros H. destruct n as [| n]; [lia |]. unfold a_jump. pose proof (quarter_positive (S n)).
  apply Qabs_Qle_condition. lra.
Qed.

Lemma other_outputs (S T : bool -> Prop) : (forall x, S x -> T x -> False) -> apart d 1 S T.
Proof.
  intros N s t r Hs Ht [_ E]. apply Qnot_lt_le. intros L. rewrite (E L) in Hs. exact (N t Hs Ht).
Qed.

Lemma a_jump_apart n : (1 <= n)%nat -> apart d 1 (jump_right n) (jump_right O).
Proof.
  intros H. apply other_outputs. destruct n as [| n]; [lia |]. unfold jump_right. intros x -> E. discriminate.
Qed.

Lemma a_fork_close i n k : (1 <= n)%nat -> Qabs (a_fork (Member i n) k - a_fork Limit k) <= power (1 # 4) n.
Proof.
  intros _. pose proof (quarter_positive n). destruct i, k as [| [| k]]; unfold a_fork; apply Qabs_Qle_condition; lra.
Qed.

Lemma a_fork_apart n n' : (1 <= n)%nat -> (1 <= n')%nat ->
  apart d 1 (fork_right (Member One n)) (fork_right (Member Two n')).
Proof. intros _ _. apply other_outputs. simpl. intros x -> E. discriminate. Qed.

Lemma small_0 : 2 * 0 < 1. Proof. reflexivity. Qed.

Definition tossed := coin true false.

Lemma tossed_jump n : attains (jump_information a_jump n) (accurate d 0 (jump_right n)) O tossed (1 # 2).
Proof. apply coin_succeeds. destruct n; [left | right]; apply discrete_accurate; reflexivity. Qed.

Lemma tossed_fork iota : attains (fork_information a_fork iota) (accurate d 0 (fork_right iota)) O tossed (1 # 2).
Proof.
  apply coin_succeeds.
  destruct iota as [| [|] n]; [left | left | right]; apply discrete_accurate; exact I || reflexivity.
Qed.

Lemma tossed_halts o : attains o (fun _ => True) O tossed 1.
Proof. apply attains_flip with (p := 1) (q := 1); [constructor 2.. |]; auto; lra. Qed.

Lemma nothing_attained {M} o (G : M -> Prop) t : probability_at_least o G 0 t.
Proof. intros e He. exists O. constructor 1. lra. Qed.

(** ** J, K, W *)

Lemma J_satisfiable : satisfiable @J.
Proof. exists bool, d, a_jump, jump_right, 1, a_jump_close, a_jump_apart. exact I. Qed.
Lemma J_tape_satisfiable : satisfiable @J_tape.
Proof.
  exists bool, d, a_jump, jump_right, 1, 0, a_jump_apart, small_0, (Output true), O, 1%nat, (fun _ => true), true,
    [], eq_refl.
  unshelve eexists; [| exact I]. intros k l v [].
Qed.
Lemma J_sum_satisfiable : satisfiable @J_sum.
Proof.
  exists bool, d, a_jump, jump_right, 1, 0, a_jump_apart, small_0, tossed, O, 1%nat, O, (1 # 2), (1 # 2).
  exists (Nat.le_0_l 1), (le_n 1), (tossed_jump 0), (tossed_jump 1). exact I.
Qed.
Lemma J_truncations_satisfiable : satisfiable @J_truncations.
Proof.
  exists bool, o0, o0, (fun x => x), negb, 2%nat, 2%nat, tossed, (fun _ _ _ => eq_refl).
  unshelve eexists; [| exact I]. intros [|]; discriminate.
Qed.
Lemma J_sharp_satisfiable : satisfiable @J_sharp.
Proof.
  exists bool, d, jump_right, (jump_information a_jump), 0, false, true. unshelve eexists.
  - intros [| n] H; [lia | apply discrete_accurate; reflexivity].
  - exists (discrete_accurate (jump_right O) true eq_refl), O. exact I.
Qed.
Lemma K_satisfiable : satisfiable @K.
Proof. exists bool, d, a_fork, fork_right, 1, 1%nat, (le_n 1), a_fork_close, a_fork_apart. exact I. Qed.
Lemma K_fork_halting_satisfiable : satisfiable @K_fork_halting.
Proof.
  exists bool, d, a_fork, fork_right, 1, 0, 1%nat, (le_n 1), a_fork_apart, small_0, tossed, (1 # 2),
    (coin_halts _ true false).
  exists (fun iota _ => attains_at_least _ _ _ _ _ (tossed_fork iota)). exact I.
Qed.
Lemma K_fork_satisfiable : satisfiable @K_fork.
Proof.
  exists bool, d, a_fork, fork_right, 1, 0, 1%nat, (le_n 1), a_fork_apart, small_0, tossed, (1 # 2).
  exists (fun iota _ => attains_at_least _ _ _ _ _ (tossed_fork iota)). exact I.
Qed.
Lemma K_sum_satisfiable : satisfiable @K_sum.
Proof.
  exists bool, d, a_fork, fork_right, 1, 0, 1%nat, a_fork_apart, small_0, tossed, O, 1%nat, O, O, 1, (1 # 2), (1 # 2).
  exists (Nat.le_0_l 1), (le_n 1), (tossed_halts _), (tossed_fork (Member One 1)), (tossed_fork (Member Two 1)).
  exact I.
Qed.
Lemma K_truncations_satisfiable : satisfiable @K_truncations.
Proof.
  exists bool, o0, o0, o0, (fun x => x), negb, 2%nat, 2%nat, 2%nat, tossed, (fun _ _ _ => eq_refl),
    (fun _ _ _ => eq_refl).
  unshelve eexists; [| exact I]. intros [|]; discriminate.
Qed.
Lemma K_sharp_satisfiable : satisfiable @K_sharp.
Proof.
  exists bool, d, a_fork, fork_right, 0, 1%nat, (fork_information a_fork), true, false, O, 1%nat.
  exists (K_admissible a_fork 1 (le_n 1) a_fork_close).
  exists (fun n _ => discrete_accurate (fork_right (Member One n)) true eq_refl).
  exists (fun n _ => discrete_accurate (fork_right (Member Two n)) false eq_refl).
  exists (discrete_accurate (fork_right Limit) true I), (discrete_accurate (fork_right Limit) false I).
  exists (fun n _ => quarter_positive n), (fun n _ => quarter_positive n). exact I.
Qed.
Lemma tossed_reads_nothing o m : reads_to o m tossed.
Proof. apply reads_to_flip; apply reads_to_output. Qed.
Lemma W_weak_fork_satisfiable : satisfiable @W_weak_fork.
Proof.
  exists bool, d, a_fork, fork_right, 1, 0, 1%nat, (le_n 1), a_fork_apart, small_0, tossed, O, (1 # 2).
  exists (tossed_reads_nothing _ _), (fun i => attains_at_least _ _ _ _ _ (tossed_fork _)). exact I.
Qed.
Lemma W_sum_satisfiable : satisfiable @W_sum.
Proof.
  exists bool, d, a_fork, fork_right, 1, 0, 1%nat, a_fork_apart, small_0, tossed, O, 1%nat, O, O, (1 # 2), (1 # 2).
  exists (Nat.le_0_l 1), (le_n 1), (tossed_reads_nothing _ _), (tossed_fork (Member One 1)),
    (tossed_fork (Member Two 1)).
  exact I.
Qed.
Lemma W_samples_satisfiable : satisfiable @W_samples.
Proof.
  exists bool, d, a_fork, fork_right, 1, 0, 1%nat, a_fork_apart, small_0, tossed, O, (1 # 2).
  unshelve eexists; [apply reads_at_most_flip; constructor |].
  exists (fun i n _ => attains_at_least _ _ _ _ _ (tossed_fork (Member i n))). exact I.
Qed.
Lemma W_one_sample_satisfiable : satisfiable @W_one_sample.
Proof.
  exists bool, O, 1%nat, true, false, (a_fork (Member One 1)), (fork_information a_fork (Member One 1)),
    (fork_right (Member One 1)).
  exists (K_admissible a_fork 1 (le_n 1) a_fork_close (Member One 1) (le_n 1)).
  exists (or_introl (conj (quarter_positive 1) eq_refl)). exact I.
Qed.

(** ** B2-B5: the networks and the training sets of VacuityNetworks.v *)

Lemma coin_between_solutions : exists v0 : Networks.vector Q_field,
  Training.Xi 2 [3%nat] 1 0 20 Minimisers.sup_cost O v0 /\
  forall n, success_at_least Training.max_metric (Training.information 2 1 20 n)
    (Training.Xi 2 [3%nat] 1 0 20 Minimisers.sup_cost n) 0 (1 # 2) (coin (Minimisers.labels 20) v0).
Proof.
  destruct B_solutions_are_there as [v0 V]. exists v0. split; [exact V |]. intros n.
  apply (Training.B3_coin 2 [3%nat] 1 0 0 20 Minimisers.sup_cost d_2 hidden_3 positive_3 a_1 r_20 (Qle_refl 0) cost_20
    0 v0 _ n); [split; [apply Qle_refl | reflexivity] | exact V].
Qed.

Lemma B2_admissible_satisfiable : satisfiable @Training.B2_admissible.
Proof. exists 2%nat, 1, 20%nat, a_1, O. exact I. Qed.
Lemma B2_no_algorithm_satisfiable : satisfiable @Training.B2_no_algorithm.
Proof.
  destruct coin_between_solutions as (v0 & _ & B).
  exists 2%nat, [3%nat], 1, 0, 0, 20%nat, Minimisers.sup_cost, d_2, hidden_3, positive_3, a_1, r_20, cost_20, 0.
  exists (coin (Minimisers.labels 20) v0), (1 # 2), eq_refl, B. exact I.
Qed.
Lemma B2_tape_by_tape_satisfiable : satisfiable @Training.B2_tape_by_tape.
Proof.
  exists 2%nat, [3%nat], 1, 0, 0, 20%nat, Minimisers.sup_cost, d_2, hidden_3, positive_3, a_1, r_20, cost_20, 0.
  exists (Output (Minimisers.labels 20)), O, 1%nat, (fun _ => true), (Minimisers.labels 20), [], eq_refl, eq_refl.
  unshelve eexists; [| exact I]. intros k l v [].
Qed.
Lemma B3_coin_satisfiable : satisfiable @Training.B3_coin.
Proof.
  destruct coin_between_solutions as (v0 & V & _).
  exists 2%nat, [3%nat], 1, 0, 0, 20%nat, Minimisers.sup_cost, d_2, hidden_3, positive_3, a_1, r_20, (Qle_refl 0),
    cost_20, 0.
  exists v0, o0, O, (conj (Qle_refl 0) eq_refl), V. exact I.
Qed.
Lemma B4_constant_satisfiable : satisfiable @Training.B4_constant.
Proof. exists 2%nat, [3%nat], 1, 20%nat, d_2, hidden_3, positive_3, a_1, r_20, o0, O. exact I. Qed.
Lemma B4_no_network_satisfiable : satisfiable @Training.B4_no_network.
Proof. destruct some_network as [phi H]. exists 2%nat, [3%nat], 1, 20%nat, a_1, r_20, phi, H. exact I. Qed.
Lemma B4_below_satisfiable : satisfiable @Training.B4_below.
Proof.
  destruct coin_between_solutions as (v0 & _ & B).
  exists 2%nat, [3%nat], 1, 20%nat, d_2, hidden_3, positive_3, a_1, r_20, 0, (coin (Minimisers.labels 20) v0),
    (1 # 2).
  exists eq_refl, B. exact I.
Qed.
Lemma B5_failure_satisfiable : satisfiable @Training.B5_failure.
Proof.
  destruct some_network as [phi H].
  exists 2%nat, [3%nat], 1, 0, 0, 20%nat, Minimisers.sup_cost, d_2, a_1, r_20, (Qle_refl 0), cost_20, 0.
  exists (Output (exist _ phi H)), O, 1, eq_refl. unshelve eexists; [| exact I]. constructor 2; [exact I | lra].
Qed.
Lemma B5_half_satisfiable : satisfiable @Training.B5_half.
Proof.
  destruct some_network as [phi H].
  exists 2%nat, [3%nat], 1, 0, 0, 20%nat, Minimisers.sup_cost, d_2, a_1, r_20, (Qle_refl 0), cost_20, 0.
  exists (Output (exist _ phi H)), 0, eq_refl, (fun n => nothing_attained _ _ _). exact I.
Qed.
Lemma B5_zero_satisfiable : satisfiable @Training.B5_zero.
Proof.
  destruct some_network as [phi H].
  exists 2%nat, [3%nat], 1, 0, 0, 20%nat, Minimisers.sup_cost, d_2, a_1, r_20, (Qle_refl 0), cost_20, 0.
  exists (Output (exist _ phi H)), 0, eq_refl.
  unshelve eexists; [| exists (fun n _ => nothing_attained _ _ _); exact I].
  apply (attains_at_least _ _ O). constructor 2; [exact I | lra].
Qed.

(** ** X1, X2 *)

(** [Output true] is right on the limit; on the members of the jump it is not. *)
Lemma no_success {M} o (G : M -> Prop) x : ~ G x -> flag o G (Output x) false.
Proof. intros N [m A]. apply attains_output_inv in A as [A | A]; [lra | exact (N A)]. Qed.

Lemma success {M} o (G : M -> Prop) x : G x -> flag o G (Output x) true.
Proof. intros H. exists O. constructor 2; [exact H | lra]. Qed.

Lemma not_accurate (S : bool -> Prop) x : ~ S x -> ~ accurate d 0 S x.
Proof.
  intros N A. destruct (A (1 # 2)) as (s & Ss & _ & E); [reflexivity |]. rewrite (E ltac:(lra)) in N. exact (N Ss).
Qed.

Lemma never_flag {M} o (G : M -> Prop) : flag o G never false.
Proof. intros [m A]. apply never_attains in A. lra. Qed.

Lemma coin_says (M : Type) o (G : M -> Prop) t : flag o G t true \/ flag o G t false ->
  probability_at_least o (flag o G t) (1 # 2) (coin true false).
Proof. intros H. apply (attains_at_least _ _ O), coin_succeeds, H. Qed.

Lemma jump_flags_known n : jump_flag d a_jump jump_right 0 (Output true) n true \/
  jump_flag d a_jump jump_right 0 (Output true) n false.
Proof.
  destruct n as [| n]; [left; apply success, discrete_accurate; reflexivity | right].
  apply no_success, not_accurate. discriminate.
Qed.

Lemma fork_flags_known iota : fork_flag d a_fork fork_right 0 (Output true) iota true \/
  fork_flag d a_fork fork_right 0 (Output true) iota false.
Proof.
  destruct iota as [| [|] n]; [left | left | right]; try (apply success, discrete_accurate; exact I || reflexivity).
  apply no_success, not_accurate. discriminate.
Qed.

Lemma says_false {M} o (G : M -> Prop) : probability_at_least o (flag o G never) 1 (Output false).
Proof. apply (attains_at_least _ _ O). constructor 2; [apply never_flag | lra]. Qed.

Lemma X1_flag_satisfiable : satisfiable @X1_flag.
Proof.
  exists bool, o0, (fun x => x = true), (Output true), (fun _ => true), (deterministic_output true). exact I.
Qed.
Lemma X1_jump_satisfiable : satisfiable @X1_jump.
Proof.
  exists bool, d, a_jump, jump_right, 1, 0, a_jump_apart, small_0, (Output true), (coin true false), (1 # 2).
  exists (or_introl (success _ _ true (discrete_accurate (jump_right O) true eq_refl))).
  exists (fun n => coin_says _ _ _ _ (jump_flags_known n)). exact I.
Qed.
Lemma X1_jump_above_satisfiable : satisfiable @X1_jump_above.
Proof.
  exists bool, d, a_jump, jump_right, 1, 0, a_jump_apart, small_0, never, (Output false), 1, eq_refl.
  exists (fun n => says_false _ _). exact I.
Qed.
Lemma X1_fork_satisfiable : satisfiable @X1_fork.
Proof.
  exists bool, d, a_fork, fork_right, 1, 0, 1%nat, a_fork_apart, small_0, (Output true), (coin true false), (1 # 2).
  exists (or_introl (success _ _ true (discrete_accurate (fork_right Limit) true I))).
  exists (fun iota _ => coin_says _ _ _ _ (fork_flags_known iota)). exact I.
Qed.
Lemma X1_fork_above_satisfiable : satisfiable @X1_fork_above.
Proof.
  exists bool, d, a_fork, fork_right, 1, 0, 1%nat, a_fork_apart, small_0, never, (Output false), 1, eq_refl.
  exists (fun iota _ => says_false _ _). exact I.
Qed.
Lemma X1_networks_satisfiable : satisfiable @X1_networks.
Proof.
  exists 2%nat, [3%nat], 1, 0, 0, 20%nat, Minimisers.sup_cost, d_2, a_1, r_20, (Qle_refl 0), cost_20, 0, never,
    (Output false).
  exists 1, eq_refl, eq_refl, (fun n => says_false _ _). exact I.
Qed.
Lemma X1_sharp_satisfiable : satisfiable @X1_sharp.
Proof. exists bool, o0, (fun x => x = true), never, false, (never_flag _ _). exact I. Qed.

(** X2: a coin between both outputs with a flag that is always raised, h = 1 and c = 1/2; or a flag that never is. *)
Definition both_flagged := coin (true, true) (false, true).

Lemma one_is_right (S : bool -> Prop) : S true \/ S false -> accurate d 0 S true \/ accurate d 0 S false.
Proof. intros [H | H]; [left | right]; apply discrete_accurate, H. Qed.

Lemma jump_one n : jump_right n true \/ jump_right n false.
Proof. destruct n; [left | right]; reflexivity. Qed.
Lemma fork_one iota : fork_right iota true \/ fork_right iota false.
Proof. destruct iota as [| [|] n]; [left; exact I | left; reflexivity | right; reflexivity]. Qed.

Lemma both_raised o : attains o raised O both_flagged 1.
Proof. apply (X2_sharp o (fun x : bool => x = true) true false). left. reflexivity. Qed.
Lemma both_falsely o S : S true \/ S false -> probability_at_most o (false_flag (accurate d 0 S)) (1 # 2) both_flagged.
Proof. intros H. apply (X2_sharp o (accurate d 0 S) true false), one_is_right, H. Qed.
Lemma never_falsely {M} o (G : M -> Prop) x : probability_at_most o (false_flag G) 0 (Output (x, false)).
Proof. intros m p A. apply attains_output_inv in A as [A | [A _]]; [exact A | discriminate A]. Qed.

Lemma X2_jump_satisfiable : satisfiable @X2_jump.
Proof.
  exists bool, d, a_jump, jump_right, 1, 0, a_jump_apart, small_0, both_flagged, 1, (1 # 2).
  exists (attains_at_least _ _ _ _ _ (both_raised _)), (fun n => both_falsely _ _ (jump_one n)). exact I.
Qed.
Lemma X2_jump_sum_satisfiable : satisfiable @X2_jump_sum.
Proof.
  exists bool, d, a_jump, jump_right, 1, 0, a_jump_apart, small_0, both_flagged, O, 1%nat, 1, (1 # 2), (1 # 2).
  exists (Nat.le_0_l 1), (le_n 1), (both_raised _), (both_falsely _ _ (jump_one 0)), (both_falsely _ _ (jump_one 1)).
  exact I.
Qed.
Lemma X2_jump_never_satisfiable : satisfiable @X2_jump_never.
Proof.
  exists bool, d, a_jump, jump_right, 1, 0, a_jump_apart, small_0, (Output (true, false)).
  exists (fun n => never_falsely _ _ true). exact I.
Qed.
Lemma X2_jump_always_satisfiable : satisfiable @X2_jump_always.
Proof.
  exists bool, d, a_jump, jump_right, 1, 0, a_jump_apart, small_0, both_flagged, (1 # 2).
  exists (attains_at_least _ _ _ _ _ (both_raised _)), (fun n => both_falsely _ _ (jump_one n)). exact I.
Qed.
Lemma X2_fork_satisfiable : satisfiable @X2_fork.
Proof.
  exists bool, d, a_fork, fork_right, 1, 0, 1%nat, a_fork_apart, small_0, both_flagged, 1, (1 # 2).
  exists (attains_at_least _ _ _ _ _ (both_raised _)), (fun i n _ => both_falsely _ _ (fork_one (Member i n))).
  exact I.
Qed.
Lemma X2_fork_sum_satisfiable : satisfiable @X2_fork_sum.
Proof.
  exists bool, d, a_fork, fork_right, 1, 0, 1%nat, a_fork_apart, small_0, both_flagged, O, 1%nat, 1, (1 # 2), (1 # 2).
  exists (Nat.le_0_l 1), (le_n 1), (both_raised _), (both_falsely _ _ (fork_one (Member One 1))).
  exists (both_falsely _ _ (fork_one (Member Two 1))). exact I.
Qed.
Lemma X2_fork_never_satisfiable : satisfiable @X2_fork_never.
Proof.
  exists bool, d, a_fork, fork_right, 1, 0, 1%nat, a_fork_apart, small_0, (Output (true, false)).
  exists (fun i n _ => never_falsely _ _ true). exact I.
Qed.
Lemma X2_fork_always_satisfiable : satisfiable @X2_fork_always.
Proof.
  exists bool, d, a_fork, fork_right, 1, 0, 1%nat, a_fork_apart, small_0, both_flagged, (1 # 2).
  exists (attains_at_least _ _ _ _ _ (both_raised _)), (fun i n _ => both_falsely _ _ (fork_one (Member i n))).
  exact I.
Qed.
Lemma X2_sharp_satisfiable : satisfiable @X2_sharp.
Proof. exists bool, o0, (fun x => x = true), true, false, (or_introl eq_refl). exact I. Qed.

(** ** What the audits and the tests rely on *)

Lemma J_admissible_satisfiable : satisfiable @J_admissible.
Proof. exists a_jump, a_jump_close, 1%nat. exact I. Qed.
Lemma K_admissible_satisfiable : satisfiable @K_admissible.
Proof. exists a_fork, 1%nat, (le_n 1), a_fork_close, (Member One 1), (le_n 1). exact I. Qed.
Lemma one_tape_satisfiable : satisfiable @one_tape.
Proof. exists bool, bool, tossed, tossed. exact I. Qed.
Lemma probability_by_tapes_satisfiable : satisfiable @probability_by_tapes.
Proof. exists bool, o0, (fun x => x), 2%nat, 2%nat, tossed, (le_n 2). exact I. Qed.
Lemma true_is_true x : x = true <-> x = true. Proof. tauto. Qed.
Lemma probability_at_least_truncations_satisfiable : satisfiable @probability_at_least_truncations.
Proof. exists bool, o0, (fun x => x = true), (fun x => x), (1 # 2), tossed, true_is_true. exact I. Qed.
Lemma tree_probability_satisfiable : satisfiable @tree_probability.
Proof. exists bool, o0, (fun x => x = true), (fun x => x), (Ret true), 1, true_is_true. exact I. Qed.
Lemma rules_are_trees_satisfiable : satisfiable @rules_are_trees.
Proof. exists bool, (fun _ => Halt true), 1%nat, (fun _ => true), o0, []. exact I. Qed.
Lemma same_run_satisfiable : satisfiable @same_run.
Proof.
  exists bool, o0, o0, O, 1%nat, (fun _ => true), (Output true), true, [], (fun _ _ _ => eq_refl), eq_refl.
  unshelve eexists; [| exact I]. intros k n v [].
Qed.
Lemma reading_decided_satisfiable : satisfiable @reading_decided.
Proof. exists 1, O, 1. exact I. Qed.
