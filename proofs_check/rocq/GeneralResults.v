(** * B2, C1 and D for general algorithms, over any probability space

    The families, the information and the accuracies are those of Training.v, Digits.v and LinearPrograms.v; the
    algorithms are general ones (GeneralAlgorithms.v).

    Idea.  J and K with the separations that are proved there. *)

From Coq Require Import QArith Qabs List Lqa Lia PeanoNat.
From Barriers Require Import OrderedFields Archimedean ProbabilitySpaces Algorithms Computation.
From Barriers Require Import GeneralAlgorithms GeneralFamilies.
From Barriers Require Networks Minimisers Training Optimisation Distances Entries Digits LinearPrograms.
Import ListNotations.
Open Scope Q_scope.

(** ** B2 *)

Section Training.
Variables (d : nat) (N : list nat) (a close epshat : Q) (r : nat) (R : Minimisers.cost Q_archimedean).
Hypothesis d_range : (2 <= d)%nat.
Hypothesis N_hidden : N <> [].
Hypothesis N_positive : Forall (le 1) N.
Hypothesis a_range : 1 # 2 <= a <= 1.
Hypothesis r_large : (Networks.P N + 2 <= r)%nat.
Hypothesis R_cost : Minimisers.cost_function_within r close epshat R.

Let right (alpha : Q) (n : nat) := accurate Training.max_metric alpha (Training.Xi d N a epshat r R n).

Theorem B2_general alpha (F : ordered_field) (P : probability_space F)
    (A : general_algorithm (given (Training.information d a r) (fun _ => True)) (outcome P) (Networks.vector Q_field))
    (b : F) :
  2 * alpha < Training.kappa close ->
  (forall m, event P (ends_by m A (Training.information d a r O) (right alpha O))) ->
  (forall n, at_least P (ends A (Training.information d a r n) (right alpha n)) b) -> (b <= $(1 # 2))%F.
Proof.
  intros L. apply (J_general_half Training.max_metric (Training.coordinate d a r) _ (Training.kappa close) alpha).
  - intros n Hn. apply (Training.Xi_apart d N a close); assumption.
  - exact L.
  - intros n. exists n. auto.
Qed.

End Training.

(** ** C1 *)

Section Digits.
Variables (p : Optimisation.program) (k m N : nat) (b g : nat -> Q) (strong weak : Q) (first_strong first_weak : nat).
Hypothesis weak_strong : weak < strong.
Hypothesis strong_admitted : Optimisation.admitted p strong.
Hypothesis weak_admitted : Optimisation.admitted p weak.
Hypothesis cs_window : Digits.in_window (Digits.tenth (S (S k))) (Optimisation.coefficient p strong).
Hypothesis cw_window : Digits.in_window (Digits.tenth (S k)) (Optimisation.coefficient p weak).
Hypothesis further : forall j, 0 <= g j < weak.
Hypothesis first_strong_small : power (1 # 4) first_strong <= strong.
Hypothesis first_weak_small : power (1 # 4) first_weak <= weak.

Context {F : ordered_field} (P : probability_space F).
Let information := Digits.digits_information m N b g strong weak.
Let D := given information (Digits.in_omega first_strong first_weak).
Variable A : general_algorithm D (outcome P) Sums.vector.
Let correct (k : nat) := Digits.correct p m N b g strong weak (Digits.tenth k).

(** A rational kappa that separates the branches, with 2 10^-K below it. *)
Lemma digits_apart top first j : Optimisation.admitted p top -> (forall i, 0 <= g i < top) ->
  power (1 # 4) first <= top -> Digits.in_window (Digits.tenth j) (Optimisation.coefficient p top) ->
  exists kappa, 2 * Digits.tenth j < kappa /\
    forall n n', (first <= n)%nat -> (first <= n')%nat -> apart (Distances.euclidean (S (S N))) kappa
      (Digits.inverse_solutions p m N b g top (Member One n)) (Digits.inverse_solutions p m N b g top (Member Two n')).
Proof.
  intros Ad G S (C0 & C1 & _).
  destruct (Digits.inverse_separated p m N b g top first Ad G S (Digits.tenth j)) as (kappa & L & Ap);
    [exact (lt_le _ _ (Digits.tenth_positive j)) | exact C1 | exact (lt_le _ _ C0) |].
  exists kappa. split; [exact L | exact Ap].
Qed.

Let further_strong j : 0 <= g j < strong.
Proof. pose proof (further j). lra. Qed.

Lemma digits_occur iota : Digits.in_omega first_strong first_weak iota -> D (information iota).
Proof. intros H. exists iota. auto. Qed.

Let halting := forall l, event P (ends_by l A (information (Digits.Strong Limit)) (fun _ => True)).

Theorem C1_general_any (q : F) : halting ->
  (forall iota, Digits.in_omega first_strong first_weak iota ->
     at_least P (ends A (information iota) (correct (S (S k)) iota)) q) -> (q <= $(2 # 3))%F.
Proof.
  intros H B. destruct (digits_apart strong first_strong (S (S k))) as (kappa & L & Ap); auto.
  apply (K_general_any (Distances.euclidean (S (S N))) (Digits.inverse_evaluation m N b g strong)
    (Digits.inverse_solutions p m N b g strong) kappa (Digits.tenth (S (S k))) first_strong Ap L P) with (A := A);
    [intros i n; apply (digits_occur (Digits.Strong (Member i n))) | apply (digits_occur (Digits.Strong Limit) I) |
     exact H |].
  intros iota Hi. apply (B (Digits.Strong iota) Hi).
Qed.

Theorem C1_general_halting (q : F) : halting ->
  at_least P (ends A (information (Digits.Strong Limit)) (fun _ => True)) fone ->
  (forall iota, Digits.in_omega first_strong first_weak iota ->
     at_least P (ends A (information iota) (correct (S (S k)) iota)) q) -> (q <= $(1 # 2))%F.
Proof.
  intros H H1 B. destruct (digits_apart strong first_strong (S (S k))) as (kappa & L & Ap); auto.
  apply (K_general_halting (Distances.euclidean (S (S N))) (Digits.inverse_evaluation m N b g strong)
    (Digits.inverse_solutions p m N b g strong) kappa (Digits.tenth (S (S k))) first_strong Ap L P) with (A := A);
    [intros i n; apply (digits_occur (Digits.Strong (Member i n))) | apply (digits_occur (Digits.Strong Limit) I) |
     exact H | exact H1 |].
  intros iota Hi. apply (B (Digits.Strong iota) Hi).
Qed.

Theorem C1_general_levels l (q : F) : let n := Nat.max (l + 1) first_weak in
  reads_levels l A (information (Digits.Weak One n)) ->
  (forall i, at_least P (ends A (information (Digits.Weak i n)) (correct (S k) (Digits.Weak i n))) q) ->
  (q <= $(1 # 2))%F.
Proof.
  intros n R B. destruct (digits_apart weak first_weak (S k)) as (kappa & L & Ap); auto.
  apply (W_general_weak (Distances.euclidean (S (S N))) (Digits.inverse_evaluation m N b g weak)
    (Digits.inverse_solutions p m N b g weak) kappa (Digits.tenth (S k)) first_weak Ap L P) with (A := A) (m := l);
    [intros i n'; apply (digits_occur (Digits.Weak i n')) | exact R | exact B].
Qed.

End Digits.

(** ** D *)

Section LinearPrograms.
Variables (m N : nat) (top y1 : Q) (first : nat).
Hypothesis top_positive : 0 < top.
Hypothesis y1_positive : 0 < y1.
Hypothesis first_positive : (1 <= first)%nat.
Hypothesis first_small : power (1 # 4) first < top.

(** The bounds of K and W for general algorithms, with one information for all accuracies [rho] in [rhos]. *)
Let solutions := LinearPrograms.linear_solutions m N top y1.

Definition generally_unreachable (d : metric Sums.vector) (rhos : Q -> Prop) : Prop :=
  exists information,
    (forall iota, is_input first iota ->
       admissible (LinearPrograms.linear_evaluation m N top y1 iota) (information iota)) /\
    forall rho, rhos rho ->
      K_bounds d (fun iota => iota) (is_input first) solutions information rho first /\
      W_bound d (fun iota => iota) (is_member first) solutions information rho first.

Theorem D_general_lp p (Hp : (1 <= p)%nat) :
  generally_unreachable (Distances.lp_metric p (S (S (S N))) Hp)
    (fun rho => 0 <= rho /\ power (2 * rho) p < 2 * power (y1 / top) p).
Proof.
  exists (fork_information (LinearPrograms.linear_evaluation m N top y1)). split.
  - intros iota. apply (K_admissible _ first first_positive). apply LinearPrograms.linear_close.
  - intros rho [R L].
    destruct (Entries.kappa_between p rho (y1 / top) R L) as (kappa & K1 & K2 & K3).
    apply (K_general_bounds _ _ _ kappa); [| exact K1]. intros n n' Hn Hn' x z r X Z.
    apply (LinearPrograms.linear_one m N top y1 first top_positive y1_positive first_small n x Hn) in X.
    apply (LinearPrograms.linear_two m N top y1 first top_positive y1_positive first_small n' z Hn') in Z.
    pose proof (LinearPrograms.c_positive top y1 top_positive y1_positive).
    apply (Distances.corners_apart p (S N) (y1 / top) kappa Hp ltac:(lra) K2 K3 x z X Z).
Qed.

Theorem D_general_linf :
  generally_unreachable (Distances.linf_metric (S (S (S N)))) (fun rho => 2 * rho < y1 / top).
Proof.
  apply (K_general _ (LinearPrograms.linear_evaluation m N top y1) (LinearPrograms.linear_solutions m N top y1)
    (y1 / top) first first_positive).
  - apply LinearPrograms.linear_close.
  - intros n n' Hn Hn' x z r X Z.
    apply (LinearPrograms.linear_one m N top y1 first top_positive y1_positive first_small n x Hn) in X.
    apply (LinearPrograms.linear_two m N top y1 first top_positive y1_positive first_small n' z Hn') in Z.
    pose proof (LinearPrograms.c_positive top y1 top_positive y1_positive).
    apply (Distances.corners_apart_sup (S N) (y1 / top) ltac:(lra) x z X Z).
Qed.

End LinearPrograms.
