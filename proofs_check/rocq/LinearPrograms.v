(** * D: linear programs whose minimisers no algorithm finds, over every ordered field

    min <1, x> subject to Ax = y, x >= 0, with y = y_1 e_1 and N >= m + 2; the first row of A is
    (alpha, beta, -1, 0, ...), row i >= 2 is the unit vector e_{i+2}^T.  The solutions are (y_1/alpha) e_1 if
    alpha > beta, (y_1/beta) e_2 if beta > alpha, and the segment between the two if alpha = beta.

    With the entries (alpha, alpha), (alpha, alpha - 4^-n), (alpha - 4^-n, alpha) this is a fork family in l^p, p >= 1 a
    natural number or infinity, with kappa = 2^{1/p} y_1/alpha; the bounds of K and W and their sharpness hold.

    Idea (duality).  The dual vector (1/c) e_1, c the larger of alpha and beta, is feasible: the first row is <= c.
    So y_1 = (Ax)_1 <= c <1, x>, with equality only if x vanishes where the entry is below c. *)

From Coq Require Import ZArith QArith Qabs Lqa Lia PeanoNat List.
From Barriers Require Import OrderedFields Archimedean Algorithms Computation Sharpness Sums Distances Entries.
Open Scope field_scope.

Section Programs.
Context {K : ordered_field}.
Add Field K_f : (K_field K) (morphism (of_Q_morph K), constants [f_cst], setoid (K_setoid K) (K_ext K)).
Local Notation vector := (nat -> K).
Local Notation matrix := (nat -> nat -> K).

(** ** Solutions *)

Definition program_matrix (alpha beta : K) : matrix := fun i j =>
  match i, j with
  | O, O => alpha
  | O, S O => beta
  | O, S (S O) => - (1)
  | O, _ => 0
  | S _, _ => if (j =? i + 2)%nat then 1 else 0
  end.

Section LinearProgram.
Variables (m N : nat) (alpha beta y1 : K).
Let A := program_matrix alpha beta.
Let y : vector := fun i => match i with O => y1 | S _ => 0 end.
Hypothesis alpha_positive : 0 < alpha.
Hypothesis beta_positive : 0 < beta.
Hypothesis y1_positive : 0 < y1.

(** [m + 1] rows and [N + 3 >= m + 3] columns, counted from 0. *)
Definition feasible (x : vector) : Prop :=
  (forall j, (j < S (S (S N)))%nat -> 0 <= x j) /\ forall i, (i < S m)%nat -> times (S (S (S N))) A x i == y i.
Definition optimal (x : vector) : Prop :=
  feasible x /\ forall x', feasible x' -> sum (S (S (S N))) x <= sum (S (S (S N))) x'.

Let top := if lt_le_dec alpha beta then beta else alpha.

Lemma D_top : 0 < top.
Proof. unfold top. destruct (lt_le_dec alpha beta); assumption. Qed.

(** Weak duality, and complementary slackness. *)
Lemma D_bound x : feasible x -> y1 <= top * sum (S (S (S N))) x.
Proof.
  intros [P F]. specialize (F O ltac:(lia)). simpl y in F. rewrite <- F. unfold times. rewrite <- sum_scale.
  apply sum_le. intros j Hj. pose proof (P j Hj). pose proof D_top. assert (L : A O j <= top).
  { destruct j as [| [| [| j]]]; unfold A, program_matrix, top in *; destruct (lt_le_dec alpha beta); fra. }
  assert (0 <= (top - A O j) * x j) by (apply mult_le_0_compat; fra). fra.
Qed.

Lemma D_slack x : feasible x -> top * sum (S (S (S N))) x <= y1 ->
  forall j, (j < S (S (S N)))%nat -> A O j < top -> x j == 0.
Proof.
  intros [P F] L j Hj B. specialize (F O ltac:(lia)). simpl y in F.
  pose (gap := fun j => top * x j + - (1) * (A O j * x j)).
  assert (G : forall j, (j < S (S (S N)))%nat -> 0 <= gap j).
  { intros i Hi. unfold gap. pose proof (P i Hi). pose proof D_top. assert (A O i <= top); [| fnra].
    destruct i as [| [| [| i]]]; unfold A, program_matrix, top in *; destruct (lt_le_dec alpha beta); fra. }
  assert (Z : sum (S (S (S N))) gap <= 0).
  { unfold gap. rewrite sum_plus, !sum_scale. unfold times in F. rewrite F. fra. }
  pose proof (sum_all_zero _ gap G Z j Hj) as E. unfold gap in E. pose proof (P j Hj). fnra.
Qed.

Lemma D_pair_feasible u v : 0 <= u -> 0 <= v -> alpha * u + beta * v == y1 -> feasible (pair u v).
Proof.
  intros U V E. split; [intros [| [| j]] _; simpl; fra |]. intros [| i] _; unfold times; rewrite !sum_first.
  - rewrite sum_zero; [simpl; fra |]. intros. simpl. ring.
  - rewrite sum_zero; [| intros; simpl; ring]. unfold A, program_matrix.
    destruct (Nat.eqb_spec 0 (S i + 2)); [lia |]. destruct (Nat.eqb_spec 1 (S i + 2)); [lia |]. simpl. ring.
Qed.

Lemma feasible_same x x' : equal (S (S (S N))) x x' -> feasible x' -> feasible x.
Proof.
  intros E [P F]. split; [intros j Hj; rewrite (E j Hj); auto |]. intros i Hi. rewrite <- (F i Hi).
  apply sum_same. intros j Hj. rewrite (E j Hj). reflexivity.
Qed.

(** Some feasible point has the value [y1/top]. *)
Lemma D_value : exists u v, 0 <= u /\ 0 <= v /\ alpha * u + beta * v == y1 /\ top * (u + v) == y1.
Proof.
  unfold top. destruct (lt_le_dec alpha beta);
    [exists 0, (y1 / beta); assert (P : 0 < / beta) | exists (y1 / alpha), 0; assert (P : 0 < / alpha)];
    try (apply inv_positive; assumption); unfold fdiv; repeat split; try fnra; field; fra.
Qed.

Theorem D_solutions x : optimal x <->
  exists u v, equal (S (S (S N))) x (pair u v) /\ 0 <= u /\ 0 <= v /\ top * (u + v) == y1 /\
    (alpha < beta -> u == 0) /\ (beta < alpha -> v == 0).
Proof.
  assert (Sum : forall u v : K, sum (S (S (S N))) (pair u v) == u + v) by (intros; apply pair_sum).
  split.
  - intros [F Min]. destruct D_value as (u & v & U & V & E & T). pose proof D_top.
    specialize (Min _ (D_pair_feasible u v U V E)). rewrite Sum in Min.
    assert (L : top * sum (S (S (S N))) x <= y1) by fnra. pose proof (D_bound x F).
    assert (Eq : equal (S (S (S N))) x (pair (x O) (x (S O)))).
    { intros [| [| j]] Hj; [reflexivity.. |]. simpl. apply (D_slack x F L _ Hj). destruct j; simpl; fra. }
    exists (x O), (x (S O)). split; [exact Eq |]. rewrite (equal_sum _ _ _ Eq), Sum in *.
    repeat split; try (apply (proj1 F); lia); try fra; intros C; apply (D_slack x F); try (exact L || lia);
      try (rewrite (equal_sum _ _ _ Eq), Sum; fra); unfold top; simpl; destruct (lt_le_dec alpha beta); fra.
  - intros (u & v & Eq & U & V & T & Z1 & Z2). pose proof D_top.
    assert (E : alpha * u + beta * v == y1).
    { rewrite <- T. unfold top. destruct (lt_le_dec alpha beta) as [C | C]; [rewrite (Z1 C); ring |].
      destruct (lt_le_dec beta alpha) as [C' | C']; [rewrite (Z2 C'); ring |].
      assert (EE : alpha == beta) by fra. rewrite EE. ring. }
    split; [apply (feasible_same x (pair u v) Eq), D_pair_feasible; assumption |].
    intros x' F'. apply D_bound in F'. rewrite (equal_sum _ _ _ Eq), Sum. apply (mult_le_cancel _ _ top); fra.
Qed.

End LinearProgram.

(** What computes: by D, whether [x] is optimal can be decided. *)
Definition optimal_bool (alpha beta y1 : K) (N : nat) (x : vector) : bool :=
  forallb (fun j => eq_bool (x j) 0) (seq 2 (S N)) && le_bool 0 (x O) && le_bool 0 (x 1%nat) &&
  eq_bool ((if lt_le_dec alpha beta then beta else alpha) * (x O + x 1%nat)) y1 &&
  (le_bool beta alpha || eq_bool (x O) 0) && (le_bool alpha beta || eq_bool (x 1%nat) 0).

Theorem optimal_decided m N alpha beta y1 x : 0 < alpha -> 0 < beta -> 0 < y1 ->
  optimal_bool alpha beta y1 N x = true <-> optimal m N alpha beta y1 x.
Proof.
  intros A B Y. rewrite (D_solutions m N alpha beta y1 A B Y). unfold optimal_bool.
  rewrite !Bool.andb_true_iff, pair_decided, !implies_decided, !le_bool_iff, eq_bool_iff. split.
  - intros H. exists (x O), (x 1%nat). intuition.
  - intros (u & v & Eq & H). pose proof (Eq O ltac:(lia)) as E0. pose proof (Eq 1%nat ltac:(lia)) as E1.
    simpl in E0, E1. destruct H as (U & V & Sum & Z1 & Z2).
    repeat apply conj; [| intros; rewrite ?E0, ?E1; auto ..].
    intros [| [| j]] Hj; [reflexivity.. |]. apply (Eq (S (S j)) Hj).
Qed.

(** ** The fork family *)

Lemma program_depends : depends_on_two program_matrix.
Proof. intros alpha beta. split; [| split]; [reflexivity.. |]. intros [| i] [| [| j]]; congruence || reflexivity. Qed.

Section LinearPrograms.
Variables (m N : nat) (top y1 : K) (first : nat).
Hypothesis top_positive : 0 < top.
Hypothesis y1_positive : 0 < y1.
Hypothesis first_positive : (1 <= first)%nat.
Hypothesis first_small : quarter first < top.

(** y = y_1 e_1 *)
Definition load : vector := fun i => match i with O => y1 | S _ => 0 end.
Definition linear_evaluation : fork -> nat -> K := evaluation m (S N) program_matrix load top.
Definition linear_solutions (iota : fork) : vector -> Prop :=
  optimal m N (first_entry top iota) (second_entry top iota) y1.

Let c := y1 / top.

Lemma c_positive : 0 < c.
Proof. apply mult_lt_0_compat; [exact y1_positive | apply inv_positive, top_positive]. Qed.

Lemma lowered_positive n : (first <= n)%nat -> 0 < top - quarter n.
Proof. intros H. pose proof (quarter_decreases (K := K) first n H). fra. Qed.

Lemma top_c u : top * u == y1 <-> u == c.
Proof.
  clear first_small. unfold c. split; intros E; [rewrite <- E; field; fra | rewrite E; field; fra].
Qed.

Lemma linear_one n x : (first <= n)%nat ->
  linear_solutions (Member One n) x <-> equal (S (S (S N))) x (pair c 0).
Proof.
  intros Hn. pose proof (lowered_positive n Hn). pose proof (lowered_lt top n).
  unfold linear_solutions. cbn [first_entry second_entry].
  rewrite D_solutions by assumption. destruct (lt_le_dec top (top - quarter n)) as [| _]; [fra |]. split.
  - intros (u & v & Eq & _ & _ & T & _ & Z). specialize (Z H0). intros j Hj. rewrite (Eq j Hj).
    assert (u == c) by (apply top_c; rewrite Z, plus_0_r in T; exact T). destruct j as [| [| j]]; simpl; fra.
  - intros Eq. exists c, 0. pose proof c_positive. repeat split; try fra; [exact Eq |].
    rewrite plus_0_r. apply top_c. reflexivity.
Qed.

Lemma linear_two n x : (first <= n)%nat ->
  linear_solutions (Member Two n) x <-> equal (S (S (S N))) x (pair 0 c).
Proof.
  intros Hn. pose proof (lowered_positive n Hn). pose proof (lowered_lt top n).
  unfold linear_solutions. cbn [first_entry second_entry].
  rewrite D_solutions by assumption. destruct (lt_le_dec (top - quarter n) top) as [_ |]; [| fra]. split.
  - intros (u & v & Eq & _ & _ & T & Z & _). specialize (Z H0). intros j Hj. rewrite (Eq j Hj).
    assert (v == c) by (apply top_c; rewrite Z, plus_0_l in T; exact T). destruct j as [| [| j]]; simpl; fra.
  - intros Eq. exists 0, c. pose proof c_positive. repeat split; try fra; [exact Eq |].
    rewrite plus_0_l. apply top_c. reflexivity.
Qed.

Lemma linear_limit u v : 0 <= u -> 0 <= v -> u + v == c -> linear_solutions Limit (pair u v).
Proof.
  clear first_positive first_small. intros U V E. unfold linear_solutions. cbn [first_entry second_entry].
  rewrite D_solutions by assumption.
  destruct (lt_le_dec top top); [fra |]. exists u, v. split; [intros j _; reflexivity |].
  split; [exact U |]. split; [exact V |]. split; [apply top_c, E | split; fra].
Qed.

Lemma linear_distance i n k : (first <= n)%nat ->
  fabs (linear_evaluation (Member i n) k - linear_evaluation Limit k) <= quarter n.
Proof. intros _. apply evaluation_close, program_depends. Qed.
End LinearPrograms.
End Programs.

(** ** No algorithm finds the solutions, for rational numbers *)

Open Scope Q_scope.

Section Rational.
Variables (m N : nat) (top y1 : Q) (first : nat).
Hypothesis top_positive : 0 < top.
Hypothesis y1_positive : 0 < y1.
Hypothesis first_positive : (1 <= first)%nat.
Hypothesis first_small : power (1 # 4) first < top.
Let c := y1 / top.
Local Notation evaluations := (linear_evaluation m N top y1).
Local Notation solutions := (linear_solutions m N top y1).

Lemma rational_c : 0 < c.
Proof. exact (@c_positive Q_field top y1 top_positive y1_positive). Qed.

Lemma rational_one n x : (first <= n)%nat -> solutions (Member One n) x <-> equal (S (S (S N))) x (pair c 0).
Proof. apply (@linear_one Q_field m N top y1 first top_positive y1_positive first_small). Qed.

Lemma rational_two n x : (first <= n)%nat -> solutions (Member Two n) x <-> equal (S (S (S N))) x (pair 0 c).
Proof. apply (@linear_two Q_field m N top y1 first top_positive y1_positive first_small). Qed.

Lemma linear_close i n k : (first <= n)%nat ->
  Qabs (evaluations (Member i n) k - evaluations Limit k) <= power (1 # 4) n.
Proof. intros _. apply evaluation_close_rational, program_depends. Qed.

(** The three bounds of K and W for a metric, with one information for all accuracies [rho] in [rhos]. *)
Definition unreachable (d : metric vector) (rhos : Q -> Prop) : Prop :=
  exists information, (forall iota, is_input first iota -> admissible (evaluations iota) (information iota)) /\
    forall rho, rhos rho ->
    (forall t q, (forall iota, is_input first iota ->
       success_at_least d (information iota) (solutions iota) rho q t) -> q <= 2 # 3) /\
    (forall t q, halts_almost_surely (information Limit) t -> (forall iota, is_input first iota ->
       success_at_least d (information iota) (solutions iota) rho q t) -> q <= 1 # 2) /\
    (forall l t q, let n := Nat.max (l + 1) first in reads_to (information (Member One n)) l t ->
       (forall i, success_at_least d (information (Member i n)) (solutions (Member i n)) rho q t) -> q <= 1 # 2).

(** In l^p, at every accuracy rho < kappa/2, kappa^p = 2 c^p.  The root kappa need not be rational: to each rho its own
    bound between 2 rho and kappa; the information does not depend on it. *)
Theorem D_lp p (Hp : (1 <= p)%nat) :
  unreachable (lp_metric p (S (S (S N))) Hp) (fun rho => 0 <= rho /\ power (2 * rho) p < 2 * power c p).
Proof.
  exists (fork_information evaluations).
  split; [intros iota; apply (K_admissible _ first first_positive linear_close) |]. intros rho [R L].
  destruct (kappa_between p rho c R L) as (kappa & K1 & K2 & K3).
  assert (Ap : forall n n', (first <= n)%nat -> (first <= n')%nat ->
    apart (lp_metric p (S (S (S N))) Hp) kappa (solutions (Member One n)) (solutions (Member Two n'))).
  { intros n n' Hn Hn' x z r X Z. apply (rational_one n x Hn) in X. apply (rational_two n' z Hn') in Z.
    pose proof rational_c. apply (corners_apart p (S N) c kappa Hp ltac:(lra) K2 K3 x z X Z). }
  split; [| split].
  - intros t q. apply (K_fork _ _ _ kappa rho first); assumption.
  - intros t q. apply (K_fork_halting _ _ _ kappa rho first); assumption.
  - intros l t q. apply (W_weak_fork _ _ _ kappa rho first); assumption.
Qed.

(** In l^inf, at every accuracy rho < c/2. *)
Theorem D_linf : unreachable (linf_metric (S (S (S N)))) (fun rho => 2 * rho < c).
Proof.
  apply (K _ evaluations solutions c first first_positive linear_close).
  intros n n' Hn Hn' x z r X Z. apply (rational_one n x Hn) in X. apply (rational_two n' z Hn') in Z.
  pose proof rational_c. apply (corners_apart_sup (S N) c ltac:(lra) x z X Z).
Qed.

(** K (iii) for D, in every norm in which a solution is within rho >= 0 of the solutions. *)
Theorem D_sharp d rho information :
  (forall (S : vector -> Prop) x, S x -> accurate d rho S x) ->
  (forall iota, is_input first iota -> admissible (evaluations iota) (information iota)) ->
  let s1 := pair c 0 in let s2 := pair 0 c in let ask := reader O 1%nat s1 s2 O in
  halts_almost_surely (information Limit) (coin s1 s2) /\
  forall iota, is_input first iota ->
    success_at_least d (information iota) (solutions iota) rho (1 # 2) (coin s1 s2) /\
    success_at_least d (information iota) (solutions iota) rho (2 # 3) (two_thirds s1 s2 ask).
Proof.
  intros Exact A s1 s2 ask. pose proof rational_c.
  destruct (K_sharp d evaluations solutions rho first information s1 s2 O 1 A) as [H1 H2].
  - intros n Hn. apply Exact, rational_one; [exact Hn | intros j _; reflexivity].
  - intros n Hn. apply Exact, rational_two; [exact Hn | intros j _; reflexivity].
  - apply Exact, (@linear_limit Q_field m N top y1); try assumption;
      [apply Qlt_le_weak, rational_c | apply Qle_refl | apply Qplus_0_r].
  - apply Exact, (@linear_limit Q_field m N top y1); try assumption;
      [apply Qle_refl | apply Qlt_le_weak, rational_c | apply Qplus_0_l].
  - intros n _. apply one_larger, program_depends.
  - intros n _. apply two_larger, program_depends.
  - split; [exact H1 |]. intros iota Hi. destruct (H2 iota Hi) as (H3 & H4 & _). split; assumption.
Qed.

End Rational.
