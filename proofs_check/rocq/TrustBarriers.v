(** * T4: no algorithm names the support of a minimiser

    On the fork families of C1 and D the support is {1} on one branch and {2} on the other, and either on the limit.  So
    the bounds of K and W hold for algorithms that output a support of a minimiser, and those of K are attained.

    Idea.  K for the discrete metric. *)

From Coq Require Import QArith Qabs Lqa Lia PeanoNat List.
From Barriers Require Import OrderedFields Archimedean Algorithms Computation Sharpness.
From Barriers Require Import Sums Optimisation Distances Entries Digits LinearPrograms.
Open Scope Q_scope.

(** A support is given by the truth values "column j belongs to it". *)
Definition support := nat -> bool.
Definition has_support (N : nat) (x : vector) (S : support) : Prop :=
  forall j, (j < N)%nat -> S j = true <-> ~ x j == 0.

Lemma coefficient_positive (p : program) (top : Q) : admitted p top -> 0 < coefficient p top.
Proof.
  intros A. pose proof (admitted_positive p top A) as P. pose proof (coefficient_times p top P) as E.
  assert (I : 0 < / top) by (apply Qinv_lt_0_compat, P).
  assert (J : top * / top == 1) by (apply Qmult_inv_r; in_Q; lra).
  set (c := coefficient p top) in *. apply Qnot_le_lt. intros C. assert (top * c <= 0) by (in_Q; nra).
  destruct p; simpl in *; in_Q; try change (@finv Q_field) with Qinv in E; nra.
Qed.

(** ** T4 *)

(** The discrete metric. *)
Definition discrete (M : Type) : metric M.
Proof.
  refine {| near := fun x r y => 0 <= r /\ (r < 1 -> x = y) |}.
  - intros x r y [R E]. split; [exact R |]. intros L. symmetry. apply E, L.
  - intros x r y s z [R E] [S F]. split; [lra |]. intros L. rewrite E, F by lra. reflexivity.
Defined.

Lemma discrete_accurate {M} (S : M -> Prop) x : S x -> accurate (discrete M) 0 S x.
Proof. intros H e E. exists x. split; [exact H |]. split; [lra | reflexivity]. Qed.

Lemma probability_weaken {M} o (G H : M -> Prop) b t : (forall x, G x -> H x) ->
  probability_at_least o G b t -> probability_at_least o H b t.
Proof. intros GH P e E. destruct (P e E) as [m A]. exists m. revert A. apply attains_weaken; auto. Qed.

Section Fork.
Variables (N : nat) (first : nat) (evaluation : fork -> nat -> Q) (solutions : fork -> vector -> Prop).

(** [S] is the support of a solution. *)
Definition names (iota : fork) (S : support) : Prop := exists x, solutions iota x /\ has_support N x S.

(** The three bounds of K and W for algorithms that output a support. *)
Definition unnameable : Prop :=
  exists information, (forall iota, is_input first iota -> admissible (evaluation iota) (information iota)) /\
    (forall t q, (forall iota, is_input first iota ->
       probability_at_least (information iota) (names iota) q t) -> q <= 2 # 3) /\
    (forall t q, halts_almost_surely (information Limit) t -> (forall iota, is_input first iota ->
       probability_at_least (information iota) (names iota) q t) -> q <= 1 # 2) /\
    (forall l t q, let n := Nat.max (l + 1) first in reads_to (information (Member One n)) l t ->
       (forall i, probability_at_least (information (Member i n)) (names (Member i n)) q t) -> q <= 1 # 2).

Lemma supports_unnameable c : (1 <= first)%nat -> (2 <= N)%nat -> ~ c == 0 ->
  (forall i n k, (first <= n)%nat -> Qabs (evaluation (Member i n) k - evaluation Limit k) <= power (1 # 4) n) ->
  (forall n x, (first <= n)%nat -> solutions (Member One n) x -> equal N x (pair c 0)) ->
  (forall n x, (first <= n)%nat -> solutions (Member Two n) x -> equal N x (pair 0 c)) ->
  unnameable.
Proof.
  intros First Two_columns C Close H1 H2.
  destruct (K (discrete support) evaluation names 1 first First Close) as (information & A & B).
  - intros n n' Hn Hn' S T r (x & X & SX) (z & Z & TZ) [R E]. apply Qnot_lt_le. intros L. specialize (E L). subst T.
    pose proof (H1 n x Hn X O ltac:(lia)) as X0. pose proof (H2 n' z Hn' Z O ltac:(lia)) as Z0. simpl in X0, Z0.
    assert (ST : S O = true) by (apply SX; [lia | rewrite X0; exact C]).
    apply (TZ O ltac:(lia)) in ST. contradiction.
  - exists information. split; [exact A |]. destruct (B 0 ltac:(lra)) as (B1 & B2 & B3).
    assert (Weak : forall iota q t, probability_at_least (information iota) (names iota) q t ->
      success_at_least (discrete support) (information iota) (names iota) 0 q t)
      by (intros iota q t; apply probability_weaken; intros S; apply discrete_accurate).
    split; [| split].
    + intros t q H. apply (B1 t). intros iota I. apply Weak, H, I.
    + intros t q Halt H. apply (B2 t q Halt). intros iota I. apply Weak, H, I.
    + intros l t q n R H. apply (B3 l t q R). intros i. apply Weak, H.
Qed.

(** A coin between the supports {1} and {2};
  and {1}, {2}, or reading until the branch is known, each with probability 1/3. *)
Definition only (k : nat) : support := fun j => (j =? k)%nat.

Lemma only_support x c k : ~ c == 0 -> equal N x (fun j => if (j =? k)%nat then c else 0) -> has_support N x (only k).
Proof.
  intros C E j Hj. unfold only. specialize (E j Hj). simpl in E.
  destruct (j =? k)%nat; rewrite E; split; intros; try easy.
  contradiction H. reflexivity.
Qed.

Definition nameable (information : fork -> oracle) : Prop :=
  let ask := reader O 1%nat (only 0) (only 1) O in
  halts_almost_surely (information Limit) (coin (only 0) (only 1)) /\
  forall iota, is_input first iota ->
    probability_at_least (information iota) (names iota) (1 # 2) (coin (only 0) (only 1)) /\
    probability_at_least (information iota) (names iota) (2 # 3) (two_thirds (only 0) (only 1) ask).

(** [success_at_least] for the discrete metric at accuracy 0 is exactness up to equality of functions. *)
Lemma discrete_exact {M} (S : M -> Prop) x : accurate (discrete M) 0 S x -> S x.
Proof. intros A. destruct (A (1 # 2) ltac:(lra)) as (s & Ss & R & E). rewrite E by lra. exact Ss. Qed.

Lemma supports_nameable c information : ~ c == 0 ->
  (forall iota, is_input first iota -> admissible (evaluation iota) (information iota)) ->
  (forall n, (first <= n)%nat -> solutions (Member One n) (pair c 0)) ->
  (forall n, (first <= n)%nat -> solutions (Member Two n) (pair 0 c)) ->
  solutions Limit (pair c 0) -> solutions Limit (pair 0 c) ->
  (forall n, evaluation (Member One n) 1%nat < evaluation (Member One n) O) ->
  (forall n, evaluation (Member Two n) O < evaluation (Member Two n) 1%nat) ->
  nameable information.
Proof.
  intros C A H1 H2 L1 L2 E1 E2.
  assert (S1 : has_support N (pair c 0) (only 0)).
  { apply (only_support _ c 0 C). intros j _. destruct j as [| [| j]]; reflexivity. }
  assert (S2 : has_support N (pair 0 c) (only 1)).
  { apply (only_support _ c 1 C). intros j _. destruct j as [| [| j]]; reflexivity. }
  destruct (K_sharp (discrete support) evaluation names 0 first information (only 0) (only 1) O 1%nat A) as [Halt B];
    try (intros; apply discrete_accurate; eexists; split; [| eassumption]; auto; fail); auto.
  split; [exact Halt |]. intros iota Hi. destruct (B iota Hi) as (B1 & B2 & _).
  split; (eapply probability_weaken; [intros S; apply discrete_exact | eassumption]).
Qed.
End Fork.

(** For P1, P2, P3. *)
Theorem T4_regression (p : program) m N b g (top : Q) first : admitted p top -> (forall j, 0 <= g j < top) ->
  (1 <= first)%nat -> power (1 # 4) first <= top ->
  unnameable (S (S N)) first (inverse_evaluation m N b g top) (inverse_solutions p m N b g top).
Proof.
  intros Ad G First Small. apply (supports_unnameable _ _ _ _ (coefficient p top) First); [lia | | | |].
  - pose proof (coefficient_positive p top Ad). in_Q. lra.
  - intros i n k Hn. apply (inverse_close m N b g top first i n k Hn).
  - intros n x Hn. apply (solutions_one p m N b g top first Ad G Small n x Hn).
  - intros n x Hn. apply (solutions_two p m N b g top first Ad G Small n x Hn).
Qed.

(** For linear programs. *)
Theorem T4_program m N (top y1 : Q) first : 0 < top -> 0 < y1 -> (1 <= first)%nat -> power (1 # 4) first < top ->
  unnameable (S (S (S N))) first (linear_evaluation m N top y1) (linear_solutions m N top y1).
Proof.
  intros T Y First Small. apply (supports_unnameable _ _ _ _ (y1 / top) First); [lia | | | |].
  - pose proof (rational_c top y1 T Y). lra.
  - intros i n k Hn. apply (linear_close m N top y1 first i n k Hn).
  - intros n x Hn. apply (linear_one m N top y1 first T Y Small n x Hn).
  - intros n x Hn. apply (linear_two m N top y1 first T Y Small n x Hn).
Qed.

(** Both are attained, whatever the information is. *)
Theorem T4_regression_sharp (p : program) m N b g (top : Q) first information : admitted p top ->
  (forall j, 0 <= g j < top) ->
  (1 <= first)%nat -> power (1 # 4) first <= top ->
  (forall iota, is_input first iota -> admissible (inverse_evaluation m N b g top iota) (information iota)) ->
  nameable (S (S N)) first (inverse_solutions p m N b g top) information.
Proof.
  intros Ad G First Small A. pose proof (coefficient_positive p top Ad) as C.
  apply (supports_nameable _ _ (inverse_evaluation m N b g top) _ (coefficient p top)); [in_Q;
    lra | exact A | | | | | |].
  - intros n Hn. apply (solutions_one p m N b g top first Ad G Small n _ Hn). intros j _. reflexivity.
  - intros n Hn. apply (solutions_two p m N b g top first Ad G Small n _ Hn). intros j _. reflexivity.
  - apply (solutions_limit p m N b g top Ad G). exists (coefficient p top), 0. in_Q. repeat split; try lra.
  - apply (solutions_limit p m N b g top Ad G). exists 0, (coefficient p top). in_Q. repeat split; try lra.
  - intros n. apply one_larger, family_depends.
  - intros n. apply two_larger, family_depends.
Qed.

Theorem T4_program_sharp m N (top y1 : Q) first information : 0 < top -> 0 < y1 -> (1 <= first)%nat ->
  power (1 # 4) first < top ->
  (forall iota, is_input first iota -> admissible (linear_evaluation m N top y1 iota) (information iota)) ->
  nameable (S (S (S N))) first (linear_solutions m N top y1) information.
Proof.
  intros T Y First Small A. pose proof (rational_c top y1 T Y) as C.
  apply (supports_nameable _ _ (linear_evaluation m N top y1) _ (y1 / top)); [lra | exact A | | | | | |].
  - intros n Hn. apply (linear_one m N top y1 first T Y Small n _ Hn). intros j _. reflexivity.
  - intros n Hn. apply (linear_two m N top y1 first T Y Small n _ Hn). intros j _. reflexivity.
  - apply (linear_limit m N top y1 T Y); [apply Qlt_le_weak, C | apply Qle_refl | apply Qplus_0_r].
  - apply (linear_limit m N top y1 T Y); [apply Qle_refl | apply Qlt_le_weak, C | apply Qplus_0_l].
  - intros n. apply one_larger, program_depends.
  - intros n. apply two_larger, program_depends.
Qed.
