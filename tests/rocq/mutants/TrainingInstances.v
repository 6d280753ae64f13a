(** * Instances of B2-B4 over fields: what is right on all training sets, and an algorithm with thin events

    The training sets of RefuteTraining.v; the field of the inputs is Q. *)

From Coq Require Import QArith Qabs List Lqa Lia PeanoNat.
From Barriers Require Import OrderedFields Archimedean ProbabilitySpaces Algorithms GeneralAlgorithms GeneralFields.
From Barriers Require Import Entries Networks Minimisers Training TrainingFields.
From Barriers Require Import Vacuity VacuityFields.
From Mutants Require Import Verdicts Instances RefuteMinimisers RefuteFields AnyLevelTraining NonArchimedean.
From Mutants Require RefuteTraining.
Import ListNotations.
Open Scope Q_scope.

Notation one_neuron n := (@within_Xi KQ 2 [1%nat] 1 0 4 sup_cost 0 n).

(** ** An algorithm that is right with more than 1/2 where the field of probabilities is not Archimedean *)

Notation answers_4 := (@TrainingFields.answers KQ 2 1 4).
Definition level (k : nat) : nat := (2 * k + 12)%nat.
Definition sees (k : nat) (v : Q) : bool := if Qlt_le_dec (power (1 # 2) (level k)) v then true else false.

Lemma print_answered n l : Qabs (answers_4 n 3%nat l - Training.step (K := KQ) 4 n) <= power (1 # 2) l.
Proof.
  destruct (admissible_any (K := KQ) 2 1 4 n 3%nat l) as [_ B]. rewrite <- (RefuteTraining.reads_the_print n).
  revert B. generalize (answers_4 n 3%nat l), (coordinate (K := KQ) 2 1 4 n 3%nat). intros u v B.
  pose proof (of_Q_self u : @of_Q KQ u == u) as U. pose proof (of_Q_self (power (1 # 2) l) : @of_Q KQ _ == _) as P.
  apply abs_le_condition in B.
  apply Qabs_Qle_condition. revert U P B. generalize (@of_Q KQ u), (@of_Q KQ (power (1 # 2) l)). intros. in_Q. lra.
Qed.
Lemma power_double n m : power (1 # 2) (2 * n + m) == power (1 # 4) n * power (1 # 2) m.
Proof.
  induction n as [| n IH]; [cbn [power]; simpl; ring |]. replace (2 * S n + m)%nat with (S (S (2 * n + m))) by lia.
  cbn [power]. rewrite IH. ring.
Qed.
Lemma print_large n : (1 <= n)%nat -> 2 * power (1 # 2) (level (S n)) < Training.step (K := KQ) 4 n.
Proof.
  intros Hn. destruct n as [| n]; [lia |]. unfold level. replace (2 * S (S n) + 12)%nat with (2 * S n + 14)%nat by lia.
  rewrite power_double. change (Training.step (K := KQ) 4 (S n)) with (@Classification.eps KQ 4 * @quarter KQ (S n)).
  rewrite (RefuteTraining.quarter_power (S n)). pose proof (power_positive (1 # 4) (S n) eq_refl) as P.
  revert P. generalize (power (1 # 4) (S n)). intros q P.
  assert (E : @Classification.eps KQ 4 == 1 # 190) by reflexivity.
  assert (G : power (1 # 2) 14 == 1 # 16384) by reflexivity.
  rewrite E, G. nra.
Qed.

Lemma nobody_sees_0 k : sees k (answers_4 O 3%nat (level k)) = false.
Proof.
  unfold sees. destruct (Qlt_le_dec _ _) as [L |]; [exfalso | reflexivity].
  pose proof (print_answered O (level k)) as B. change (Training.step (K := KQ) 4 O) with 0 in B.
  apply Qabs_Qle_condition in B. lra.
Qed.
Lemma sees_large k n : 2 * power (1 # 2) (level k) < Training.step (K := KQ) 4 n ->
  sees k (answers_4 n 3%nat (level k)) = true.
Proof.
  intros L. unfold sees. destruct (Qlt_le_dec _ _) as [| G]; [reflexivity | exfalso].
  pose proof (print_answered n (level k)) as B. apply Qabs_Qle_condition in B. lra.
Qed.
Lemma somebody_sees n : (1 <= n)%nat -> sees (S n) (answers_4 n 3%nat (level (S n))) = true.
Proof. intros Hn. apply sees_large, print_large, Hn. Qed.
Lemma all_see_1 k : sees k (answers_4 1%nat 3%nat (level k)) = true.
Proof.
  apply sees_large.
  assert (L : power (1 # 2) (level k) <= power (1 # 2) 12) by (apply power_half_decreases; unfold level; lia).
  assert (E : Training.step (K := KQ) 4 1 == 1 # 760) by reflexivity.
  assert (G : power (1 # 2) 12 == 1 # 4096) by reflexivity.
  rewrite E. rewrite G in L. lra.
Qed.

(** For T_0 the constant 1/2 is right, for the others the labels are. *)
Lemma right_on_one_input n : @within_Xi KQ 1 [1%nat] 1 0 4 sup_cost 0 n halves.
Proof. exact (RefuteTraining.right_on_one_input n). Qed.
Lemma right_at_one_point n : @within_Xi KQ 2 [1%nat] 0 0 4 sup_cost 0 n halves.
Proof. exact (RefuteTraining.right_at_one_point n). Qed.
Lemma right_about_nothing n : @within_Xi KQ 2 [1%nat] 1 0 0 sup_cost 0 n [].
Proof. exact (RefuteTraining.right_about_nothing n). Qed.
Lemma right_about_5 n : @within_Xi KQ 2 [3%nat] 1 0 5 sup_cost 0 n (labels (K := KQ) 5).
Proof. exact (RefuteTraining.right_about_5 n). Qed.
Lemma right_for_no_cost n : @within_Xi KQ 2 [1%nat] 1 0 4 RefuteTraining.no_cost 0 n halves.
Proof. exact (RefuteTraining.right_for_no_cost n). Qed.
Lemma right_if_1_more n : @within_Xi KQ 2 [1%nat] 1 1 4 sup_cost 0 n halves.
Proof. exact (RefuteTraining.right_if_1_more n). Qed.
Lemma halves_right : one_neuron O halves.
Proof. exact (within_itself 2 [1%nat] 1 0 4 sup_cost 0 O halves (Qle_refl 0) RefuteTraining.halves_at_0). Qed.
Lemma labels_right n : (1 <= n)%nat -> one_neuron n (labels (K := KQ) 4).
Proof.
  intros Hn. exact (within_itself 2 [1%nat] 1 0 4 sup_cost 0 n _ (Qle_refl 0) (RefuteTraining.labels_right n Hn)).
Qed.
Lemma one_or_other n : (one_neuron n (labels (K := KQ) 4) /\ ~ one_neuron n halves) \/
  (~ one_neuron n (labels (K := KQ) 4) /\ one_neuron n halves).
Proof.
  apply (far_any_n (K := KQ) 2 [1%nat] 1 0 0 4 sup_cost);
    [reflexivity | simpl; lia | apply sup_cost_within | discriminate | split; [discriminate | reflexivity] |].
  exact RefuteTraining.halves_at_0.
Qed.
Lemma halves_wrong_1 : ~ one_neuron 1 halves.
Proof. destruct (one_or_other 1) as [[_ H] | [H _]]; [exact H | destruct (H (labels_right 1 (le_n 1)))]. Qed.
Lemma labels_wrong_0 : ~ one_neuron O (labels (K := KQ) 4).
Proof. destruct (one_or_other O) as [[_ H] | [H _]]; [destruct (H halves_right) | exact H]. Qed.

Notation look D := (looks (F := rational_functions) (D := D) small small_positive small_many 3%nat level sees
  (labels (K := KQ) 4) halves).
Lemma look_right (D : oracle -> Prop) n : at_least thin_space (ends (look D) (answers_4 n) (one_neuron n))
  (half_more (small : rational_functions)).
Proof.
  apply (looks_right _ _ _ 3%nat level sees (labels (K := KQ) 4) halves answers_4 (fun n => one_neuron n));
    [exact nobody_sees_0 | exact somebody_sees | exact halves_right | exact labels_right].
Qed.
Lemma look_0 (D : oracle -> Prop) G : event thin_space (ends_by 0 (look D) (answers_4 O) G).
Proof.
  apply (looks_from _ _ _ 3%nat level sees (labels (K := KQ) 4) halves answers_4). intros k. unfold level. lia.
Qed.
Lemma look_member (D : oracle -> Prop) m : event thin_space (ends_by m (look D) (answers_4 O) (one_neuron 1)).
Proof.
  apply (looks_like_member _ _ _ 3%nat level sees (labels (K := KQ) 4) halves answers_4 (fun n => one_neuron n));
    [exact nobody_sees_0 | exact labels_right | exact halves_wrong_1].
Qed.
Lemma look_limit (D : oracle -> Prop) m : event thin_space (ends_by m (look D) (answers_4 1%nat) (one_neuron O)).
Proof.
  apply (looks_like_limit _ _ _ 3%nat level sees (labels (K := KQ) 4) halves answers_4 (fun n => one_neuron n));
    [exact all_see_1 | exact labels_wrong_0].
Qed.
Lemma more_than_half (b : rational_functions) :
  (b <= $(1 # 2))%F -> b = half_more (small : rational_functions) -> False.
Proof. intros L ->. apply (thin_more (small : rational_functions) small_positive _ L). apply le_refl. Qed.

(** ** Who says what is right on all training sets *)

Lemma says_event {M} (x : M) D o (G : M -> Prop) m : G x -> event sure (ends_by m (says x D) o G).
Proof. intros H. apply weighted_event; apply ask_ends_dec; left; exact H. Qed.
Lemma says_right {M} (x : M) D o (G : M -> Prop) : G x -> at_least sure (ends (says x D) o G) 1.
Proof.
  intros H. apply (weighted_reach _ _ _ _ _ true false false);
    [intros _; apply ask_ends; exact H | apply reach_no.. | discriminate].
Qed.

(** ** Coins *)

Definition heads (w : outcomes) : Prop := w = Some true.
Section Coins.
Context {D : oracle -> Prop} {M : Type} (p q r : Q) (possible : 0 <= p /\ 0 <= q /\ 0 <= r /\ p + q + r == 1).
Context (x y : M) (o : oracle) (G : M -> Prop).
Let P := weighted p q r possible.
Let success := ends (coin_of (D := D) heads x y) o G.

Lemma heads_probability u : u == p -> Pr P heads u.
Proof.
  intros E. exists (fun w => match w with Some true => true | _ => false end). split; [| unfold mass; rewrite E; ring].
  unfold heads. intros [[|] |]; split; congruence.
Qed.
Lemma coin_both b : G x -> G y -> b <= 1 -> at_least P success b.
Proof.
  intros X Y L. apply (weighted_reach _ _ _ _ _ true true true); [intros _..
    | pose proof possible as (_ & _ & _ & S); change (b <= p + q + r); lra].
  - exists x, []. split; [split; [left; split; reflexivity | reflexivity] | exact X].
  - exists y, []. split; [split; [right; split; [discriminate | reflexivity] | reflexivity] | exact Y].
  - exists y, []. split; [split; [right; split; [discriminate | reflexivity] | reflexivity] | exact Y].
Qed.
Lemma coin_tails b : G y -> b <= q + r -> at_least P success b.
Proof.
  intros Y L. apply (weighted_reach _ _ _ _ _ false true true); [apply reach_no | intros _..
    | change (b <= 0 + q + r); lra];
    (exists y, []; split; [split; [right; split; [discriminate | reflexivity] | reflexivity] | exact Y]).
Qed.
Lemma coin_no_more b : ~ G x -> at_least P success b -> b <= q + r.
Proof.
  intros X H. eapply weighted_bound in H; [| apply bound_no | apply bound_yes | apply bound_yes].
  - pose proof possible as (_ & _ & _ & S). unfold weight in H. change (b <= 0 + q + r) in H. lra.
  - intros (z & read & [[[_ ->] | [N _]] _] & Z); [exact (X Z) | exact (N eq_refl)].
Qed.
Lemma coin_neither b : ~ G x -> ~ G y -> at_least P success b -> b <= 0.
Proof.
  intros X Y H. apply (at_least_none P success b) in H; [exact H |].
  intros w (z & read & [[[_ ->] | [_ ->]] _] & Z); [exact (X Z) | exact (Y Z)].
Qed.
End Coins.
