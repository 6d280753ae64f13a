(** * What the checker calls a minimiser is what the theorems about C call one

    [Duality] has lists, [Optimisation] functions of indices, and y - Az there is Az - y here. *)

From Coq Require Import ZArith QArith List Lia Setoid.
From Barriers Require Import OrderedFields Archimedean Networks Sums Optimisation Duality.
Import ListNotations.
Open Scope field_scope.

Section Words.
Context {K : ordered_field}.
Local Notation "0" := (@fzero K) : field_scope.
Local Notation "1" := (@fone K) : field_scope.
Local Notation list_vector := (Networks.vector K).
Add Field K_f : (K_field K) (morphism (of_Q_morph K), constants [f_cst], setoid (K_setoid K) (K_ext K)).

Definition entries (v : list_vector) : nat -> K := fun i => nth i v 0.
Definition entries_of (A : list list_vector) : nat -> nat -> K := fun i => entries (nth i A []).
(** The problem, in the words of [Optimisation]. *)
Definition program_for (p : problem) (lam eta : K) : program_over K :=
  match p with Duality.P1 => Optimisation.P1 eta | Duality.P2 => Optimisation.P2 lam | _ => Optimisation.P3 lam end.

Lemma sum_l1 (v : list_vector) : Sums.l1 (length v) (entries v) == Duality.l1 v.
Proof.
  unfold Sums.l1, Duality.l1. induction v as [|a v IH]; [reflexivity|]. cbn [length]. rewrite sum_first, IH. reflexivity.
Qed.
Lemma sum_dot (v w : list_vector) : length v = length w ->
  sum (length v) (fun i => entries v i * entries w i) == dot v w.
Proof.
  revert w. induction v as [|a v IH]; intros [|b w] L; try discriminate; [reflexivity|]. cbn [length].
  rewrite sum_first. cbn [dot]. rewrite <- (IH w ltac:(simpl in L; lia)). reflexivity.
Qed.

Section Problem.
Variables (p : problem) (lam eta : K) (A : list list_vector) (y : list_vector).
Hypothesis lasso : p <> LP.
Hypothesis rows : length y = length A.
Variable n : nat.
Hypothesis columns : Forall (fun r => length r = n) A.

Lemma square_rest (z : list_vector) : length z = n ->
  square (length A) (residual n (entries_of A) (entries y) (entries z)) == dot (rest A y z) (rest A y z).
Proof.
  intros Lz. unfold square, residual, times, rest, product, entries_of. revert y rows columns.
  induction A as [|r B IH]; intros [|b v] Lv F; try discriminate; [reflexivity|]. cbn [length map difference dot].
  inversion_clear F as [|? ? Lr F']. rewrite sum_first, (IH v ltac:(simpl in Lv; lia) F'). cbn [nth].
  rewrite <- Lr at 1 2. rewrite (sum_dot r z) by congruence. cbn [entries nth]. ring.
Qed.

Lemma costs_are (z : list_vector) s : length z = n ->
  costs p lam eta A y z s <-> objective (program_for p lam eta) (length A) n (entries_of A) (entries y) (entries z) s.
Proof.
  intros Lz. unfold costs, objective, at_most, program_for. pose proof (square_rest z Lz) as S.
  assert (L : Sums.l1 n (entries z) == Duality.l1 z) by (rewrite <- Lz; apply sum_l1).
  destruct p; [rewrite S, L; reflexivity|rewrite S, L; reflexivity| |contradiction].
  split; intros [r H]; exists r; [rewrite S, L|rewrite S, L in H]; exact H.
Qed.

(** Only the first n entries matter. *)
Definition listed (x : nat -> K) : list_vector := map x (seq 0 n).
Lemma listed_entries x i : (i < n)%nat -> entries (listed x) i == x i.
Proof.
  intros H. unfold entries, listed. rewrite (nth_indep _ 0 (x O)) by (rewrite map_length, seq_length; exact H).
  rewrite map_nth, seq_nth by exact H. reflexivity.
Qed.
Lemma objective_listed q x s :
  objective q (length A) n (entries_of A) (entries y) x s ->
  objective q (length A) n (entries_of A) (entries y) (entries (listed x)) s.
Proof.
  unfold objective. apply at_most_same.
  - unfold Sums.l1. apply sum_same. intros i Hi. apply abs_proper. symmetry. apply listed_entries, Hi.
  - unfold square. apply sum_same. intros i _. unfold residual, times.
    rewrite (sum_same n (fun j => entries_of A i j * entries (listed x) j) (fun j => entries_of A i j * x j));
      [reflexivity|]. intros j Hj. rewrite (listed_entries x j Hj). reflexivity.
  - apply le_refl.
Qed.

Theorem minimises_is : forall x : list_vector, length x = n -> minimises p lam eta A y x ->
  Optimisation.minimiser (program_for p lam eta) (length A) n (entries_of A) (entries y) (entries x).
Proof.
  intros x Lx [[s C] M]. split; [exists s; apply costs_are; assumption|]. intros x' v O. apply objective_listed in O.
  assert (L : length (listed x') = n) by (unfold listed; rewrite map_length, seq_length; reflexivity).
  apply costs_are; [exact Lx|]. apply (M (listed x') v); [congruence|]. apply costs_are; assumption.
Qed.

(** The only one in lists is the only one. *)
Theorem only_minimiser_is : forall x : list_vector, length x = n -> only_minimiser p lam eta A y x ->
  forall x', Optimisation.minimiser (program_for p lam eta) (length A) n (entries_of A) (entries y) x' ->
  Sums.equal n x' (entries x).
Proof.
  intros x Lx Only x' [_ M] j Hj. assert (L : length (listed x') = n)
    by (unfold listed; rewrite map_length, seq_length; reflexivity).
  assert (S : same (listed x') x).
  { apply Only; [congruence|]. intros s C. apply costs_are; [exact L|]. apply objective_listed, (M (entries x)).
    apply costs_are; assumption. }
  rewrite <- (listed_entries x' j Hj). unfold entries. clear - S. revert j.
  induction S as [|a b v w E S IH]; intros [|j]; try reflexivity; [exact E|apply IH].
Qed.
End Problem.
End Words.
