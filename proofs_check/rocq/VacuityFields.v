(** * That no theorem of GeneralFields.v is empty

    The families and algorithms of VacuityComputation.v and VacuityGeneral.v, over the rational numbers as an
    Archimedean ordered field. *)

From Coq Require Import QArith Lqa Lia PeanoNat List.
From Barriers Require Import OrderedFields Archimedean ProbabilitySpaces Algorithms Computation TrustBarriers.
From Barriers Require Import GeneralAlgorithms GeneralFields.
From Barriers Require Import Vacuity VacuityComputation VacuityGeneral.
Import ListNotations.
Open Scope Q_scope.

Local Notation F := Q_field.
Local Notation K := Q_archimedean.

Definition two_points : metric_over K bool.
Proof.
  refine {| close_by := fun x (r : K) y => 0 <= r /\ (r < 1 -> x = y) |}.
  - intros x r y [R E]. split; [exact R |]. intros L. symmetry. apply E, L.
  - intros x r y s z [R E] [S G]. split; [simpl; lra |]. intros L. simpl in L. rewrite E, G by lra. reflexivity.
Defined.

Lemma other_points (S T : bool -> Prop) : (forall x, S x -> T x -> False) -> at_distance two_points (1 : K) S T.
Proof.
  intros N s t r Hs Ht [_ E]. apply Qnot_lt_le. intros L. rewrite (E L) in Hs. exact (N t Hs Ht).
Qed.

Lemma exactly (S : bool -> Prop) x : S x -> within_of two_points (0 : K) S x.
Proof. intros H e E. exists x. split; [exact H |]. split; [simpl in *; lra | reflexivity]. Qed.

Lemma not_within (S : bool -> Prop) x : ~ S x -> ~ within_of two_points (0 : K) S x.
Proof.
  intros N A. destruct (A (1 # 2 : K)) as (s & Ss & _ & E); [reflexivity |].
  rewrite (E ltac:(reflexivity)) in N. exact (N Ss).
Qed.

Lemma small : (of_Q 2 * (0 : K) < (1 : K))%F. Proof. reflexivity. Qed.

(** ** The families, in the set of their own indices *)

Lemma of_Q_self (q : Q) : @of_Q Q_field q == q.
Proof.
  transitivity (@of_Z Q_field (Qnum q) / @of_Z Q_field (Zpos (Qden q))); [exact (of_Q_quotient Q_field q) |].
  rewrite !of_Z_rational. destruct q as [a b]. unfold Qeq, Qdiv, Qmult, Qinv, inject_Z. simpl. lia.
Qed.

Lemma jump_close n k : (1 <= n)%nat -> (fabs ((a_jump n k : K) - a_jump O k) <= of_Q (power (1 # 4) n))%F.
Proof.
  intros H. destruct n as [| n]; [lia |]. pose proof (quarter_positive (S n)). apply abs_le_condition.
  pose proof (of_Q_self (power (1 # 4) (S n))). in_Q. unfold a_jump. lra.
Qed.
Lemma jump_distance n : (1 <= n)%nat -> at_distance two_points (1 : K) (jump_right n) (jump_right O).
Proof.
  intros H. apply other_points. destruct n as [| n]; [lia |]. unfold jump_right. intros x -> E. discriminate.
Qed.
Lemma fork_close i n k : (1 <= n)%nat ->
  (fabs ((a_fork (Member i n) k : K) - a_fork Limit k) <= of_Q (power (1 # 4) n))%F.
Proof.
  intros _. pose proof (quarter_positive n). apply abs_le_condition. pose proof (of_Q_self (power (1 # 4) n)). in_Q.
  destruct i, k as [| [| k]]; unfold a_fork; lra.
Qed.
Lemma fork_distance n n' : (1 <= n)%nat -> (1 <= n')%nat ->
  at_distance two_points (1 : K) (fork_right (Member One n)) (fork_right (Member Two n')).
Proof. intros _ _. apply other_points. simpl. intros x -> E. discriminate. Qed.

Definition self (n : nat) : option nat := Some n.
Lemma self_member n : self n = Some n. Proof. reflexivity. Qed.
Lemma member_self iota n : self iota = Some n -> iota = n. Proof. unfold self. congruence. Qed.
Lemma fork_member iota : is_input 1 iota -> fork_index iota = Some iota.
Proof. destruct iota as [| i [| n]]; intros H; [reflexivity | simpl in H; lia | reflexivity]. Qed.
Lemma member_fork omega iota : fork_index omega = Some iota -> is_input 1 iota /\ omega = iota.
Proof.
  destruct omega as [| i [| n]]; intros E; try discriminate; injection E as <-;
    split; try reflexivity; simpl; auto; lia.
Qed.

Notation jump_oracle := (@jump_answers K nat a_jump (fun n => n) self).
Notation fork_oracle := (@fork_answers K fork a_fork (fun iota => iota) fork_index).
Notation jump_given := (given jump_oracle (fun _ => True)).
Notation fork_given := (given fork_oracle (fun _ => True)).

Lemma one_within (S : bool -> Prop) : S true \/ S false ->
  within_of two_points (0 : K) S true \/ within_of two_points (0 : K) S false.
Proof. intros [H | H]; [left | right]; apply exactly, H. Qed.

Lemma within_decided (S : bool -> Prop) x : S x \/ ~ S x ->
  within_of two_points (0 : K) S x \/ ~ within_of two_points (0 : K) S x.
Proof. intros [H | H]; [left; apply exactly, H | right; apply not_within, H]. Qed.

Lemma jump_known n x : jump_right n x \/ ~ jump_right n x.
Proof. destruct n, x; unfold jump_right; ((left; reflexivity) || (right; discriminate)). Qed.
Lemma fork_known iota x : fork_right iota x \/ ~ fork_right iota x.
Proof. destruct iota as [| [|] n], x; simpl; ((left; exact I || reflexivity) || (right; discriminate)). Qed.

(** Where everything is an input that is not in the family, W's members too, a toss succeeds with 1/2. *)
Lemma fork_solved omega : at_least P (ends (toss fork_given true false) (fork_oracle omega)
  (within_of two_points (0 : K) (fork_right omega))) half.
Proof. apply toss_half, one_within, fork_one. Qed.

Lemma J_fields_admissible_satisfiable : satisfiable @J_fields_admissible.
Proof. exists K, nat, a_jump, (fun n => n), self, member_self, jump_close, O. exact I. Qed.
Lemma J_fields_satisfiable : satisfiable @J_fields.
Proof.
  exists K, bool, two_points, nat, a_jump, jump_right, (fun n => n), self, 1, self_member, jump_distance, 0, small,
    F, P.
  exists (toss _ true false), half.
  unshelve eexists; [intros m; apply toss_by_event; apply within_decided, jump_known |].
  unshelve eexists; [intros n; apply toss_half, one_within, jump_one |]. exact I.
Qed.
Lemma always_flag_of D o (G : bool -> Prop) : G true -> general_flag (always D true) o G true.
Proof. intros H. exists true, []. split; [split; reflexivity | exact H]. Qed.
Lemma flag_of_always D o (G : bool -> Prop) : G true \/ ~ G true ->
  (general_flag (always D true) o G true \/ ~ general_flag (always D true) o G true) /\
  (general_flag (always D true) o G false \/ ~ general_flag (always D true) o G false) /\
  (general_flag (always D true) o G true \/ general_flag (always D true) o G false).
Proof.
  intros [H | H].
  - pose proof (always_flag_of D o G H) as T. split; [left; exact T |].
    split; [right; intros N; exact (N T) | left; exact T].
  - assert (N : general_flag (always D true) o G false) by (intros (x & r & [-> _] & G'); exact (H G')).
    split; [right; exact N |]. split; [left; exact N | right; exact N].
Qed.

Lemma X1_fields_jump_satisfiable : satisfiable @X1_fields_jump.
Proof.
  exists K, bool, two_points, nat, a_jump, jump_right, (fun n => n), self, 1, self_member, jump_distance, 0, small,
    F, P.
  exists (always _ true), (toss _ true false), half.
  unshelve eexists; [intros m; apply toss_by_event; apply flag_of_always, within_decided, jump_known |].
  unshelve eexists; [left; apply always_flag_of, exactly; reflexivity |].
  unshelve eexists; [intros n; apply toss_half, flag_of_always, within_decided, jump_known |]. exact I.
Qed.

Lemma falsely_known S x : within_of two_points (0 : K) S x \/ ~ within_of two_points (0 : K) S x ->
  (true = true /\ ~ within_of two_points (0 : K) S x) \/ ~ (true = true /\ ~ within_of two_points (0 : K) S x).
Proof. intros [H | H]; [right; intros [_ N]; exact (N H) | left; split; [reflexivity | exact H]]. Qed.

Lemma X2_fields_jump_satisfiable : satisfiable @X2_fields_jump.
Proof.
  exists K, bool, two_points, nat, a_jump, jump_right, (fun n => n), self, 1, self_member, jump_distance, 0, small,
    F, P.
  exists (toss _ (true, true) (false, true)), (@of_Q F 1), half.
  unshelve eexists; [intros m; apply toss_by_event; left; reflexivity |].
  unshelve eexists; [apply toss_end_event; apply falsely_known, within_decided, jump_known |].
  unshelve eexists; [apply toss_one; reflexivity |]. unshelve eexists; [| exact I].
  intros n. apply toss_at_most; [| apply falsely_known, within_decided, jump_known]. intros [[_ N1] [_ N2]].
  destruct (one_within _ (jump_one n)); contradiction.
Qed.

Lemma K_fields_admissible_satisfiable : satisfiable @K_fields_admissible.
Proof.
  exists K, fork, a_fork, (fun iota => iota), fork_index, 1%nat, member_fork, (le_n 1), fork_close, Limit. exact I.
Qed.
Lemma K_fields_satisfiable : satisfiable @K_fields.
Proof.
  exists K, bool, two_points, fork, a_fork, fork_right, (fun iota => iota), fork_index, 1, 1%nat, fork_member,
    fork_distance.
  exists 0, small, F, P, (toss _ true false), half.
  unshelve eexists; [intros m; apply toss_by_event; left; exact I |].
  exists fork_solved. exact I.
Qed.
Lemma X1_fields_fork_satisfiable : satisfiable @X1_fields_fork.
Proof.
  exists K, bool, two_points, fork, a_fork, fork_right, (fun iota => iota), fork_index, 1, 1%nat, fork_member,
    fork_distance.
  exists 0, small, F, P, (always _ true), (toss _ true false), half.
  unshelve eexists; [intros m; apply toss_by_event; apply flag_of_always, within_decided, fork_known |].
  unshelve eexists; [left; apply always_flag_of, exactly; exact I |].
  unshelve eexists; [intros iota _; apply toss_half, flag_of_always, within_decided, fork_known |]. exact I.
Qed.
Lemma X2_fields_fork_satisfiable : satisfiable @X2_fields_fork.
Proof.
  exists K, bool, two_points, fork, a_fork, fork_right, (fun iota => iota), fork_index, 1, 1%nat, fork_member,
    fork_distance.
  exists 0, small, F, P, (toss _ (true, true) (false, true)), (@of_Q F 1), half.
  unshelve eexists; [intros m; apply toss_by_event; left; reflexivity |].
  unshelve eexists; [intros n _; apply toss_end_event; apply falsely_known, within_decided, fork_known |].
  unshelve eexists; [apply toss_one; reflexivity |]. unshelve eexists; [| exact I].
  intros i n _. apply toss_at_most; [| apply falsely_known, within_decided, fork_known]. intros [[_ N1] [_ N2]].
  destruct (one_within _ (fork_one (Member i n))); contradiction.
Qed.
Lemma W_fields_satisfiable : satisfiable @W_fields.
Proof.
  exists K, bool, two_points, fork, a_fork, fork_right, (fun iota => iota), fork_index, 1, 1%nat, fork_member,
    fork_distance.
  exists 0, small, F, P, O, half, (toss _ true false). unshelve eexists; [intros w x read [_ ->] k n [] |].
  unshelve eexists; [intros i; apply toss_half, one_within, fork_one |]. exact I.
Qed.
