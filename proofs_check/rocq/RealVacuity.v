(** * That no theorem of RealComputation.v and RealForks.v is empty, nor E2_network and E3_hadamard

    The families of VacuityComputation.v with real numbers, on the set of [true] and [false] with the distance 1.  The
    probability space has one outcome; with the axioms of R its only event besides the empty one can be told from it.
    E2_network and E3_hadamard need roots, which the rational numbers do not have. *)

From Coq Require Import ClassicalDedekindReals Raxioms RIneq Rbasic_fun Rfunctions Rlimit Rseries R_sqrt Lra Lia.
From Coq Require Import PeanoNat List.
From Barriers Require Import OrderedFields RealField ProbabilitySpaces Algorithms Computation GeneralAlgorithms.
From Barriers Require Import RealComputation RealForks Vacuity.
From Barriers Require Lengths LinearSystems RecoveryRestarts RealsRecovery Hadamard.
Import ListNotations.
Open Scope R_scope.

(** ** A probability space *)

Definition truth (A : Prop) : R := if sig_not_dec A then 1 else 0.

Lemma truth_true A : ~ ~ A -> truth A = 1.
Proof. intros H. unfold truth. destruct (sig_not_dec A); [reflexivity | contradiction]. Qed.
Lemma truth_false A : ~ A -> truth A = 0.
Proof. intros H. unfold truth. destruct (sig_not_dec A); [contradiction | reflexivity]. Qed.
Lemma truth_monotone (A B : Prop) : (A -> B) -> truth A <= truth B.
Proof. intros H. unfold truth. destruct (sig_not_dec A), (sig_not_dec B); try lra. exfalso. tauto. Qed.
Lemma truth_range A : 0 <= truth A <= 1.
Proof. unfold truth. destruct (sig_not_dec A); lra. Qed.

Definition sure : real_probability_space.
Proof.
  refine {| sample := unit; measurable := fun _ => True; Prob := fun A => truth (A tt) |}; auto.
  - apply truth_true. tauto.
  - intros A B _ _ H. apply truth_monotone, H.
  - intros A B _ _. destruct (sig_not_dec (B tt)) as [T | N].
    + rewrite (truth_false (A tt /\ ~ B tt)) by tauto. rewrite Rplus_0_r.
      apply Rle_antisym; [| apply truth_monotone; tauto]. unfold truth.
      destruct (sig_not_dec (A tt)), (sig_not_dec (A tt /\ B tt)); try lra. exfalso. tauto.
    + rewrite (truth_false (A tt /\ B tt)) by tauto. rewrite Rplus_0_l.
      apply Rle_antisym; apply truth_monotone; tauto.
  - intros A _ I e He. destruct (sig_forall_dec (fun n => ~ A n tt)) as [[n Hn] | N].
    + intros n. destruct (sig_not_dec (A n tt)); [right | left]; assumption.
    + exists n. intros m Hm. rewrite (truth_true (A m tt)).
      * rewrite truth_true; [rewrite R_dist_eq; exact He |]. intros C. apply Hn. intros An. apply C. exists n. exact An.
      * intros C. apply Hn. intros An. apply C. clear C Hn. induction Hm as [| m Hm IH]; [exact An | apply I, IH].
    + exists O. intros m _. rewrite (truth_false (A m tt) (N m)), truth_false; [rewrite R_dist_eq; exact He |].
      intros [n An]. exact (N n An).
Defined.

Lemma sure_range A : 0 <= Prob sure A <= 1.
Proof. apply truth_range. Qed.

(** ** A metric space and the families *)

Definition two_points : Metric_Space.
Proof.
  refine {| Base := bool; dist := fun x y => if Bool.eqb x y then 0 else 1 |}.
  - intros [] []; simpl; lra.
  - intros [] []; reflexivity.
  - intros [] []; simpl; split; intros H; try reflexivity; try discriminate; lra.
  - intros [] [] []; simpl; lra.
Defined.

Definition a_jump (n k : nat) : R := match n with O => 0 | S _ => (1 / 4) ^ n end.
Definition jump_right (n : nat) (x : Base two_points) : Prop := x = match n with O => true | S _ => false end.
Definition a_fork (iota : fork) (k : nat) : R :=
  match iota, k with Member One n, O => (1 / 4) ^ n | Member Two n, S O => (1 / 4) ^ n | _, _ => 0 end.
Definition fork_right (iota : fork) (x : Base two_points) : Prop :=
  match iota with Limit => True | Member One _ => x = true | Member Two _ => x = false end.

Lemma quarter_positive n : 0 < (1 / 4) ^ n. Proof. apply pow_lt. lra. Qed.

Lemma a_jump_close n k : (1 <= n)%nat -> Rabs (a_jump n k - a_jump O k) <= (1 / 4) ^ n.
Proof.
  intros H. destruct n as [| n]; [lia |]. unfold a_jump. pose proof (quarter_positive (S n)). apply Rabs_le. lra.
Qed.
Lemma a_jump_apart n : (1 <= n)%nat -> gap_at_least 1 (jump_right n) (jump_right O).
Proof. intros H x y X Y. destruct n as [| n]; [lia |]. unfold jump_right in *. subst. simpl. lra. Qed.
Lemma a_fork_close i n k : (1 <= n)%nat -> Rabs (a_fork (Member i n) k - a_fork Limit k) <= (1 / 4) ^ n.
Proof. intros _. pose proof (quarter_positive n). destruct i, k as [| [| k]]; unfold a_fork; apply Rabs_le; lra. Qed.
Lemma a_fork_apart n n' : (1 <= n)%nat -> (1 <= n')%nat ->
  gap_at_least 1 (fork_right (Member One n)) (fork_right (Member Two n')).
Proof. intros _ _ x y X Y. simpl in X, Y. subst. simpl. lra. Qed.
Lemma small_0 : 2 * 0 < 1. Proof. lra. Qed.

Definition any (o : oracle) : Prop := True.
Definition always {W M : Type} (x : M) : general_algorithm any W M.
Proof.
  refine {| halts := fun (w : W) o z read => z = x /\ read = [] |}.
  - intros w o z z' read read' _ [E _] [E' _]. congruence.
  - intros w o o' z read _ _ _ H. exact H.
Defined.

Lemma within_0 (S : Base two_points -> Prop) (x : Base two_points) : S x -> within 0 S x.
Proof.
  intros H e E. exists x. split; [exact H |].
  replace (dist two_points x x) with 0; [lra | destruct x; reflexivity].
Qed.

Lemma always_flag o (G : bool -> Prop) : G true -> general_flag (always true) o G true.
Proof. intros H. exists true, []. split; [split; reflexivity | exact H]. Qed.

(** ** The theorems *)

Lemma J_real_satisfiable : satisfiable @J_real.
Proof. exists two_points, a_jump, jump_right, 1, a_jump_close, a_jump_apart. exact I. Qed.
Lemma J_real_larger_satisfiable : satisfiable @J_real_larger.
Proof.
  exists two_points, nat, a_jump, jump_right, (fun n => n), (fun n => Some n), 1, (fun _ => eq_refl).
  unshelve eexists; [intros n m E; congruence |]. exists a_jump_close, a_jump_apart. exact I.
Qed.
Lemma X1_real_jump_satisfiable : satisfiable @X1_real_jump.
Proof.
  exists two_points, a_jump, jump_right, 1, 0, a_jump_apart, small_0, sure, any, (fun _ => I), (always true),
    (always true), 0.
  exists (fun _ => I), (fun _ => I), (or_introl (always_flag _ _ (within_0 (jump_right O) true eq_refl))).
  exists (fun n => proj1 (sure_range _)). exact I.
Qed.
Lemma X2_real_jump_satisfiable : satisfiable @X2_real_jump.
Proof.
  exists two_points, a_jump, jump_right, 1, 0, a_jump_apart, small_0, sure, any, (fun _ => I), (always (true, true)),
    1.
  exists (fun _ => I), I, (fun _ => I), (fun n => proj2 (sure_range _)). exact I.
Qed.
Lemma K_real_satisfiable : satisfiable @K_real.
Proof. exists two_points, a_fork, fork_right, 1, 1%nat, (le_n 1), a_fork_close, a_fork_apart. exact I. Qed.
Definition fork_index (iota : fork) : option fork := match iota with Member _ O => None | _ => Some iota end.
Lemma K_real_larger_satisfiable : satisfiable @K_real_larger.
Proof.
  exists two_points, fork, a_fork, fork_right, (fun iota => iota), fork_index, 1, 1%nat. unshelve eexists.
  { intros [| i [| n]] H; [reflexivity | simpl in H; lia | reflexivity]. }
  unshelve eexists.
  { intros [| i [| n]] iota E; try discriminate; injection E as <-; split; try reflexivity; simpl; auto; lia. }
  exists (le_n 1), a_fork_close, a_fork_apart. exact I.
Qed.
Lemma W_real_levels_satisfiable : satisfiable @W_real_levels.
Proof.
  exists two_points, a_fork, fork_right, 1, 0, 1%nat, a_fork_apart, small_0, sure, any, (fun _ _ _ => I),
    (always true), O, 0.
  exists (fun _ => I). unshelve eexists; [intros w x read [_ ->] k n [] |]. exists (fun i => proj1 (sure_range _)).
  exact I.
Qed.
Lemma X1_real_fork_satisfiable : satisfiable @X1_real_fork.
Proof.
  exists two_points, a_fork, fork_right, 1, 0, 1%nat, a_fork_apart, small_0, sure, any, (fun _ _ _ => I), I,
    (always true).
  exists (always true), 0, (fun _ _ => I), (fun _ => I).
  exists (or_introl (always_flag _ _ (within_0 (fork_right Limit) true I))), (fun iota _ => proj1 (sure_range _)).
  exact I.
Qed.
Lemma X2_real_fork_satisfiable : satisfiable @X2_real_fork.
Proof.
  exists two_points, a_fork, fork_right, 1, 0, 1%nat, a_fork_apart, small_0, sure, any, (fun _ _ _ => I), I.
  exists (always (true, true)), 1, (fun _ => I), I, (fun _ _ _ => I), (fun _ _ _ => proj2 (sure_range _)). exact I.
Qed.
Lemma at_least_real_satisfiable : satisfiable @at_least_real.
Proof. exists sure, (fun _ => True), 1. exists I. exact I. Qed.
Lemma real_nearest_admissible_satisfiable : satisfiable @real_nearest_admissible.
Proof. exists (a_jump O). exact I. Qed.

(** ** Where roots are needed: E2_network and E3_hadamard, with s = 1 and 4^1 = 4 rows *)

Lemma sqrt_is_root (a : R) : 0 <= a -> 0 <= sqrt a /\ sqrt a * sqrt a = a.
Proof. intros H. split; [apply sqrt_pos | apply sqrt_sqrt, H]. Qed.

Lemma E2_network_satisfiable : satisfiable @RecoveryRestarts.E2_network.
Proof.
  exists R_field, 1%nat, 1%nat, LinearSystems.unit_entry, 1, 1, 0, (1 / 2), 1, 1, 1%nat, (fun _ => 0), Rlt_0_1,
    (Rle_refl 0).
  proving (simpl; lra). proving (simpl; lra). exists sqrt, sqrt_is_root, O. exact I.
Qed.

(** s 2^-1 = 1/2 *)
Definition a_half : R := @fmul R_field (Lengths.number 1) (@finv R_field (Lengths.number (2 ^ 1))).

Lemma a_half_is : a_half = 1 / 2.
Proof. unfold a_half. rewrite !RealsRecovery.number_real. simpl. lra. Qed.

Lemma E3_hadamard_satisfiable : satisfiable @Hadamard.E3_hadamard.
Proof.
  exists R_field, 1%nat, 1%nat, 1, (sqrt (1 - a_half * a_half)), (sqrt (1 + a_half)), (le_n 1). proving (simpl; lia).
  exists Rlt_0_1. proving (rewrite RealsRecovery.number_real; simpl; lra). pose proof a_half_is as H.
  exists (sqrt_lt_R0 (1 - a_half * a_half) ltac:(rewrite H; lra)).
  exists (sqrt_sqrt (1 - a_half * a_half) ltac:(rewrite H; lra)).
  exists (sqrt_lt_R0 (1 + a_half) ltac:(rewrite H; lra)), (sqrt_sqrt (1 + a_half) ltac:(rewrite H; lra)). exact I.
Qed.
