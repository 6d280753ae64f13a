(** * C0: the minimisers of the inverse problems of result C, over every ordered field

    For y = e_1 and the m x N matrices A(alpha, beta) – first row (alpha, beta, 0, ..., 0), row i >= 2 with the single
    entry b_i > 0 in column i+1, further columns with at most a first-row entry in [0, max(alpha, beta)) – consider

    - (P1) min |x|_1 subject to |Ax - y|_2 <= eta;
    - (P2) min lambda |x|_1 + |Ax - y|_2^2;
    - (P3) min lambda |x|_1 + |Ax - y|_2.

    If alpha > beta the unique minimiser is c(alpha) e_1, if beta > alpha it is c(beta) e_2, if alpha = beta the set of
    minimisers is the segment between c e_1 and c e_2; c(alpha) = (1 - eta)/alpha, (2 alpha - lambda)/(2 alpha^2),
    1/alpha.  All of it is unchanged if (A, y) is replaced by (QA, Qy), Q orthogonal.

    Idea.  Let t be the first coordinate of Ax and c the largest entry of the first row.  Then t <= c |x|_1, with
    equality if and only if x >= 0 vanishes wherever the entry is below c ([l1_tight]), and |Ax - y|^2 >= (t - 1)^2.
    What remains is a problem in the one number t ([scalar_bound], [scalar_best]).

    Square roots.  [objective p m N A y x v] says that the objective at x is at most v.  For P3 it says so without a
    root: there is s >= 0 with |Ax - y|^2 <= s^2 and lambda |x|_1 + s <= v.  A minimiser is an x whose objective is at
    most v whenever that of some x' is. *)

From Coq Require Import ZArith QArith Lia PeanoNat List.
From Barriers Require Import OrderedFields Archimedean Sums.
Open Scope field_scope.

(** ** The problems *)

Inductive program_over (K : ordered_field) := P1 (eta : K) | P2 (lambda : K) | P3 (lambda : K).
Arguments P1 {K} eta.
Arguments P2 {K} lambda.
Arguments P3 {K} lambda.

(** The problems over the rational numbers. *)
Notation program := (program_over Q_field).

Section Optimisation.
Context {K : ordered_field}.
Add Field K_f : (K_field K) (morphism (of_Q_morph K), constants [f_cst], setoid (K_setoid K) (K_ext K)).
Local Notation program := (program_over K).
Local Notation vector := (nat -> K).
Local Notation matrix := (nat -> nat -> K).

(** With [size] = |x|_1 and [sq] = |Ax - y|_2^2, the objective is at most [v]. *)
Definition at_most (p : program) (size sq v : K) : Prop :=
  match p with
  | P1 eta => sq <= eta * eta /\ size <= v
  | P2 lambda => lambda * size + sq <= v
  | P3 lambda => exists s, 0 <= s /\ sq <= s * s /\ lambda * size + s <= v
  end.

Definition objective (p : program) (m N : nat) (A : matrix) (y x : vector) (v : K) : Prop :=
  at_most p (l1 N x) (square m (residual N A y x)) v.

(** Some value is attained, and none is smaller. *)
Definition minimiser (p : program) (m N : nat) (A : matrix) (y x : vector) : Prop :=
  (exists v, objective p m N A y x v) /\ forall x' v, objective p m N A y x' v -> objective p m N A y x v.

(** The parameters and entries that C0 admits, c(alpha), and the least value of the objective. *)
Definition admitted (p : program) (alpha : K) : Prop :=
  match p with P1 eta => 0 <= eta /\ eta < 1 /\ 0 < alpha | P2 lambda | P3 lambda => 0 < lambda /\ lambda < alpha end.

Definition coefficient (p : program) (alpha : K) : K :=
  match p with
  | P1 eta => (1 - eta) / alpha
  | P2 lambda => ($2 * alpha - lambda) / ($2 * alpha * alpha)
  | P3 _ => 1 / alpha
  end.

Definition best (p : program) (alpha : K) : K :=
  let c := coefficient p alpha in
  match p with P1 _ => c | P2 lambda => lambda * c + (alpha * c - 1) * (alpha * c - 1) | P3 lambda => lambda * c end.

Lemma admitted_positive p alpha : admitted p alpha -> 0 < alpha.
Proof. destruct p; simpl; fra. Qed.

(** alpha c(alpha) is 1 - eta, 1 - lambda/(2 alpha), 1. *)
Lemma coefficient_times p alpha : 0 < alpha ->
  alpha * coefficient p alpha ==
  match p with P1 eta => 1 - eta | P2 lambda => 1 - $(1 # 2) * lambda * / alpha | P3 _ => 1 end.
Proof. intros P. destruct p; simpl; field; fra. Qed.

(** ** The problem in one number *)

Lemma scalar_bound p alpha t size sq v : admitted p alpha ->
  t <= alpha * size -> (t - 1) * (t - 1) <= sq -> at_most p size sq v ->
  best p alpha <= v /\ (v <= best p alpha -> t == alpha * coefficient p alpha /\ alpha * size <= t).
Proof.
  intros Ad T Sq O. pose proof (admitted_positive p alpha Ad) as P. pose proof (coefficient_times p alpha P) as E.
  assert (Ik : 0 < / alpha) by (apply inv_positive; exact P).
  assert (Ki : alpha * / alpha == 1) by (apply mult_inv_r; fra).
  assert (Sz : t * / alpha <= size).
  { apply (mult_le_cancel _ _ alpha P). setoid_replace (alpha * (t * / alpha)) with (t * (alpha * / alpha)) by ring.
    rewrite Ki. fra. }
  assert (Back : size <= t * / alpha -> alpha * size <= t).
  { intros B. setoid_replace t with (alpha * (t * / alpha)) by (field; fra). fnra. }
  assert (Ec : coefficient p alpha == (alpha * coefficient p alpha) * / alpha) by (field; fra). rewrite E in Ec.
  unfold best. set (c := coefficient p alpha) in *. set (k := / alpha) in *. clearbody c k.
  destruct p as [eta | lambda | lambda]; simpl in *.
  - destruct O as [O1 O2]. destruct (square_le (t - 1) eta) as [L1 L2]; [fra | fra |].
    assert ((1 - eta) * k <= t * k) by fnra. split; [fra |]. intros B.
    assert (t * k <= (1 - eta) * k) by fra. assert (Et : t == 1 - eta) by fnra.
    split; [fra |]. apply Back. rewrite Et. fra.
  - set (t0 := 1 - $(1 # 2) * lambda * k) in *. rewrite E, Ec.
    assert (V : lambda * (t0 * k) + (t0 - 1) * (t0 - 1) + (t - t0) * (t - t0) ==
      lambda * (t * k) + (t - 1) * (t - 1)) by (unfold t0; ring).
    assert (lambda * (t * k) <= lambda * size) by (apply mult_le_left; tauto).
    pose proof (square_nonneg (t - t0)). split; [fra |]. intros B.
    assert (D : (t - t0) * (t - t0) <= 0 * 0) by fra. apply square_le in D; [| fra].
    assert (Et : t == t0) by fra. split; [fra |].
    assert (lambda * size <= lambda * (t * k)) by fra. apply mult_le_cancel in H1; [| tauto].
    apply Back. exact H1.
  - destruct O as (s & S0 & S1 & O). destruct (square_le (t - 1) s) as [L1 L2]; [fra | fra |].
    assert (Lk : 0 < lambda * k) by fnra. assert (Lk1 : lambda * k < 1) by fnra.
    assert (lambda * (t * k) <= lambda * size) by (apply mult_le_left; tauto). rewrite Ec.
    assert (lambda * (1 * k) <= lambda * (t * k) + s) by fnra. split; [fra |]. intros B.
    assert (Et : t == 1) by fnra. split; [fra |].
    assert (lambda * size <= lambda * (1 * k)) by fra. apply mult_le_cancel in H1; [| tauto].
    apply Back. rewrite Et. exact H1.
Qed.

Lemma scalar_best p alpha : admitted p alpha ->
  let c := coefficient p alpha in at_most p c ((alpha * c - 1) * (alpha * c - 1)) (best p alpha).
Proof.
  intros Ad c. pose proof (admitted_positive p alpha Ad) as P. pose proof (coefficient_times p alpha P) as E.
  unfold best. fold c. fold c in E. clearbody c. destruct p as [eta | lambda | lambda]; simpl in *.
  - split; [rewrite E; fnra | fra].
  - fra.
  - exists 0. rewrite E. split; [fra | split; fra].
Qed.

Lemma at_most_same p size sq size' sq' v v' :
  size == size' -> sq == sq' -> v <= v' -> at_most p size sq v -> at_most p size' sq' v'.
Proof.
  intros E F L. destruct p; simpl; [intros [H H']; split; fra | fnra |].
  intros (s & H & H' & H''). exists s. split; [fra | split; [fra | fnra]].
Qed.

(** ** Minimisers of a matrix whose first row dominates *)

Section FirstRow.
Variables (m N : nat) (A : matrix) (c : K) (p : program).
(** [S m] rows.  The entries of the first row lie in [0, c], and a column whose first entry is [c] has no other one. *)
Hypothesis row : forall j, (j < N)%nat -> 0 <= A O j <= c.
Hypothesis below : forall i j, (i < m)%nat -> (j < N)%nat -> A O j < c \/ A (S i) j == 0.
Hypothesis c_admitted : admitted p c.

(** The solutions: [x >= 0] vanishes off the columns with the entry [c], and |x|_1 = c(alpha). *)
Definition on_peak (x : vector) : Prop :=
  forall j, (j < N)%nat -> 0 <= x j /\ (A O j < c -> x j == 0).
Definition solution (x : vector) : Prop := on_peak x /\ sum N x == coefficient p c.

Lemma l1_bound x : times N A x O <= c * l1 N x.
Proof.
  unfold times, l1. rewrite <- sum_scale. apply sum_le. intros j Hj. destruct (row j Hj).
  destruct (lt_le_dec (x j) 0); [rewrite abs_neg by fra | rewrite abs_pos by fra]; fnra.
Qed.

Lemma l1_tight x : c * l1 N x <= times N A x O -> on_peak x.
Proof.
  unfold times, l1. intros L. pose (gap := fun j => c * fabs (x j) + - (1) * (A O j * x j)).
  assert (P : forall j, (j < N)%nat -> 0 <= gap j).
  { intros j Hj. unfold gap. destruct (row j Hj).
    destruct (lt_le_dec (x j) 0); [rewrite abs_neg by fra | rewrite abs_pos by fra]; fnra. }
  assert (Z : sum N gap <= 0) by (unfold gap; rewrite sum_plus, !sum_scale; fra).
  intros j Hj. pose proof (sum_all_zero N gap P Z j Hj) as G. unfold gap in G. destruct (row j Hj).
  assert (0 < c) by (apply (admitted_positive p c c_admitted)).
  destruct (lt_le_dec (x j) 0) as [Neg | Pos]; [rewrite abs_neg in G by fra | rewrite abs_pos in G by fra].
  - exfalso. fnra.
  - split; [exact Pos |]. intros B. fnra.
Qed.

Lemma on_peak_sums x : on_peak x -> l1 N x == sum N x /\ times N A x O == c * sum N x.
Proof.
  intros X. split; [| unfold times; rewrite <- sum_scale]; apply sum_same; intros j Hj; destruct (X j Hj) as [X0 X1].
  - apply abs_pos, X0.
  - destruct (row j Hj). destruct (lt_le_dec (A O j) c); [rewrite X1 by assumption; ring |].
    assert (E : A O j == c) by fra. rewrite E. reflexivity.
Qed.

Lemma square_bound x : (times N A x O - 1) * (times N A x O - 1) <= square (S m) (residual N A e1 x).
Proof.
  unfold square. rewrite sum_first. set (r := residual N A e1 x). change (times N A x O - 1) with (r O).
  assert (sum m (fun _ => 0) <= sum m (fun i => r (S i) * r (S i))) by (apply sum_le; intros; apply square_nonneg).
  rewrite (sum_zero m (fun _ => 0)) in H by reflexivity. fra.
Qed.

Lemma on_peak_square x : on_peak x ->
  square (S m) (residual N A e1 x) == (c * sum N x - 1) * (c * sum N x - 1).
Proof.
  intros X. unfold square. rewrite sum_first, sum_zero.
  - unfold residual at 1 2. destruct (on_peak_sums x X) as [_ E]. rewrite E. simpl e1. ring.
  - intros i Hi. unfold residual, times. simpl e1. rewrite sum_zero; [ring |]. intros j Hj.
    destruct (below i j Hi Hj) as [L | ->]; [rewrite (proj2 (X j Hj) L) |]; ring.
Qed.

(** The least value is [best], and the solutions are the vectors that have it. *)
Theorem objective_bound x v : objective p (S m) N A e1 x v -> best p c <= v.
Proof. intros O. apply (scalar_bound p c _ _ _ v c_admitted (l1_bound x) (square_bound x) O). Qed.

Theorem objective_best x : objective p (S m) N A e1 x (best p c) <-> solution x.
Proof.
  pose proof (admitted_positive p c c_admitted) as P. split.
  - intros O. destruct (scalar_bound p c _ _ _ _ c_admitted (l1_bound x) (square_bound x) O) as [_ H].
    destruct H as [T B]; [apply le_refl |]. assert (X : on_peak x) by (apply l1_tight, B). split; [exact X |].
    destruct (on_peak_sums x X) as [_ E]. rewrite E in T. apply (mult_cancel _ _ c) in T; [exact T | exact P].
  - intros [X E]. destruct (on_peak_sums x X) as [E1 _]. pose proof (scalar_best p c c_admitted) as B. revert B.
    apply at_most_same; [rewrite E1, E | rewrite (on_peak_square x X), E | apply le_refl]; reflexivity.
Qed.

Theorem minimiser_solution x0 : solution x0 -> forall x, minimiser p (S m) N A e1 x <-> solution x.
Proof.
  intros S0 x. rewrite <- objective_best. split.
  - intros [_ Min]. apply (Min x0). apply objective_best, S0.
  - intros B. split; [exists (best p c); exact B |]. intros x' v O. apply objective_bound in O. revert B.
    apply at_most_same; [reflexivity | reflexivity | exact O].
Qed.

End FirstRow.

(** ** C0 *)

(** A(alpha, beta) with [m] rows, counted from 0: [b i] is the entry of row i >= 1, [g j] that of a further column. *)
Definition family_matrix (alpha beta : K) (b g : nat -> K) (m : nat) : matrix := fun i j =>
  match i, j with
  | O, O => alpha
  | O, S O => beta
  | O, _ => if (j <=? m)%nat then 0 else g j
  | S _, _ => if (j =? i + 1)%nat then b i else 0
  end.

Section C0.
Variables (p : program) (alpha beta : K) (b g : nat -> K) (m N : nat).
(** [m + 1] rows, [N + 2 >= m + 2] columns; the entries of the further columns are below the larger of the two. *)
Let A := family_matrix alpha beta b g (S m).
Let top := if lt_le_dec alpha beta then beta else alpha.
Hypothesis further : forall j, 0 <= g j < top.
Hypothesis alpha_nonneg : 0 <= alpha.
Hypothesis beta_nonneg : 0 <= beta.
Hypothesis top_admitted : admitted p top.

Lemma top_positive : 0 < top.
Proof. apply (admitted_positive p), top_admitted. Qed.

Lemma C0_row j : (j < S (S N))%nat -> 0 <= A O j <= top.
Proof.
  intros _. pose proof top_positive. destruct j as [| [| j]]; unfold A, family_matrix.
  - unfold top; destruct (lt_le_dec alpha beta); fra.
  - unfold top; destruct (lt_le_dec alpha beta); fra.
  - destruct (_ <=? _)%nat; [fra |]. pose proof (further (S (S j))). fra.
Qed.

Lemma C0_off j : A O (S (S j)) < top.
Proof. unfold A, family_matrix. destruct (_ <=? _)%nat; [apply top_positive | apply further]. Qed.

Lemma C0_below i j : (i < m)%nat -> (j < S (S N))%nat -> A O j < top \/ A (S i) j == 0.
Proof.
  intros _ _. destruct j as [| [| j]]; [right | right | left; apply C0_off];
    unfold A, family_matrix; destruct (Nat.eqb_spec 0 (S i + 1)); destruct (Nat.eqb_spec 1 (S i + 1)); lia || fra.
Qed.

(** The solutions in the first two coordinates. *)
Lemma C0_solution x : solution (S (S N)) A top p x <->
  exists u v, equal (S (S N)) x (pair u v) /\ 0 <= u /\ 0 <= v /\ u + v == coefficient p top /\
    (alpha < beta -> u == 0) /\ (beta < alpha -> v == 0).
Proof.
  split.
  - intros [X E]. exists (x O), (x (S O)).
    destruct (X O) as [X0 X0']; [lia |]. destruct (X (S O)) as [X1 X1']; [lia |].
    assert (Eq : equal (S (S N)) x (pair (x O) (x (S O)))).
    { intros [| [| j]] Hj; [reflexivity.. |]. apply X; [exact Hj | apply C0_off]. }
    split; [exact Eq |]. rewrite (equal_sum _ _ _ Eq), pair_sum in E.
    repeat split; auto; intros L; [apply X0' | apply X1']; unfold A, family_matrix, top;
      destruct (lt_le_dec alpha beta); fra.
  - intros (u & v & Eq & U & V & E & Hu & Hv). split; [| rewrite (equal_sum _ _ _ Eq), pair_sum; exact E].
    intros j Hj. rewrite (Eq j Hj). destruct j as [| [| j]]; simpl; unfold A, family_matrix, top;
      destruct (lt_le_dec alpha beta); split; try fra; intros; try (apply Hu; fra); apply Hv; fra.
Qed.

Lemma C0_nonempty : exists x, solution (S (S N)) A top p x.
Proof.
  assert (C : 0 <= coefficient p top).
  { pose proof top_positive as P. pose proof (coefficient_times p top P) as E.
    assert (I : 0 < / top) by (apply inv_positive, P). assert (Ki : top * / top == 1) by (apply mult_inv_r; fra).
    apply (mult_le_cancel _ _ top P). rewrite E. pose proof top_admitted. destruct p; simpl in *; fnra. }
  exists (if lt_le_dec alpha beta then pair 0 (coefficient p top) else pair (coefficient p top) 0).
  apply C0_solution. destruct (lt_le_dec alpha beta);
    [exists 0, (coefficient p top) | exists (coefficient p top), 0]; repeat split; intros;
      (reflexivity || fra || (intros j _; reflexivity)).
Qed.

(** C0, the three cases in one: the minimisers are the [u e_1 + v e_2] with [u, v >= 0], [u + v = c(top)], and no part
    in the smaller of the two columns. *)
Theorem C0_minimisers x : minimiser p (S m) (S (S N)) A e1 x <->
  exists u v, equal (S (S N)) x (pair u v) /\ 0 <= u /\ 0 <= v /\ u + v == coefficient p top /\
    (alpha < beta -> u == 0) /\ (beta < alpha -> v == 0).
Proof.
  rewrite <- C0_solution. destruct C0_nonempty as [x0 S0].
  apply (minimiser_solution m (S (S N)) A top p C0_row C0_below top_admitted x0 S0).
Qed.

End C0.

(** C0, case by case. *)
Section Cases.
Variables (p : program) (b g : nat -> K) (m N : nat).
Let minimises alpha beta x := minimiser p (S m) (S (S N)) (family_matrix alpha beta b g (S m)) e1 x.

Theorem C0_first alpha beta x : 0 <= beta < alpha -> admitted p alpha -> (forall j, 0 <= g j < alpha) ->
  minimises alpha beta x <-> equal (S (S N)) x (pair (coefficient p alpha) 0).
Proof.
  intros [B L] Ad G. unfold minimises.
  rewrite (C0_minimisers p alpha beta); destruct (lt_le_dec alpha beta); try fra; auto.
  split.
  - intros (u & v & Eq & _ & _ & E & _ & Z). intros j Hj. rewrite (Eq j Hj).
    specialize (Z L). destruct j as [| [| j]]; simpl; fra.
  - intros Eq. exists (coefficient p alpha), 0. pose proof (admitted_positive p alpha Ad) as P.
    repeat split; auto; try fra. apply (mult_le_cancel _ _ alpha P). rewrite coefficient_times by exact P.
    assert (I : 0 < / alpha) by (apply inv_positive, P). assert (alpha * / alpha == 1) by (apply mult_inv_r; fra).
    destruct p; simpl in *; fnra.
Qed.

Theorem C0_second alpha beta x : 0 <= alpha < beta -> admitted p beta -> (forall j, 0 <= g j < beta) ->
  minimises alpha beta x <-> equal (S (S N)) x (pair 0 (coefficient p beta)).
Proof.
  intros [B L] Ad G. unfold minimises.
  rewrite (C0_minimisers p alpha beta); destruct (lt_le_dec alpha beta); try fra; auto.
  split.
  - intros (u & v & Eq & _ & _ & E & Z & _). intros j Hj. rewrite (Eq j Hj).
    specialize (Z L). destruct j as [| [| j]]; simpl; fra.
  - intros Eq. exists 0, (coefficient p beta). pose proof (admitted_positive p beta Ad) as P.
    repeat split; auto; try fra. apply (mult_le_cancel _ _ beta P). rewrite coefficient_times by exact P.
    assert (I : 0 < / beta) by (apply inv_positive, P). assert (beta * / beta == 1) by (apply mult_inv_r; fra).
    destruct p; simpl in *; fnra.
Qed.

Theorem C0_equal alpha x : admitted p alpha -> (forall j, 0 <= g j < alpha) ->
  minimises alpha alpha x <->
  exists u v, equal (S (S N)) x (pair u v) /\ 0 <= u /\ 0 <= v /\ u + v == coefficient p alpha.
Proof.
  intros Ad G. pose proof (admitted_positive p alpha Ad).
  unfold minimises. rewrite (C0_minimisers p alpha alpha); destruct (lt_le_dec alpha alpha); try fra; auto.
  split; intros (u & v & H1 & H2 & H3 & H4); exists u, v; intuition fra.
Qed.

End Cases.

(** ** Orthogonal invariance *)

Section Rotation.
Variables (m N : nat) (q : matrix).
(** Q^T Q = 1 *)
Hypothesis orthogonal : forall k l, (k < m)%nat -> (l < m)%nat ->
  sum m (fun i => q i k * q i l) == if (k =? l)%nat then 1 else 0.

Definition rotate_matrix (A : matrix) : matrix := fun i j => sum m (fun k => q i k * A k j).

Lemma sum_pick n k (f : nat -> K) : (k < n)%nat -> sum n (fun l => f l * (if (k =? l)%nat then 1 else 0)) == f k.
Proof.
  induction n as [| n IH]; intros Hk; [lia |]. simpl. destruct (Nat.eqb_spec k n) as [-> | Ne].
  - rewrite sum_zero; [ring |]. intros l Hl. destruct (Nat.eqb_spec n l); [lia | ring].
  - rewrite IH by lia. ring.
Qed.

Lemma rotation_square r : square m (times m q r) == square m r.
Proof.
  unfold square, times.
  transitivity (sum m (fun k => sum m (fun l => r k * r l * (if (k =? l)%nat then 1 else 0)))).
  2: { apply sum_same. intros k Hk. rewrite (sum_pick m k (fun l => r k * r l) Hk). reflexivity. }
  transitivity (sum m (fun i => sum m (fun k => sum m (fun l => r k * r l * (q i k * q i l))))).
  { apply sum_same. intros i _. rewrite <- sum_scale. apply sum_same. intros k _.
    rewrite mult_commutes, <- sum_scale. apply sum_same. intros l _. ring. }
  rewrite sum_swap. apply sum_same. intros k Hk. rewrite sum_swap. apply sum_same. intros l Hl.
  rewrite sum_scale, (orthogonal k l Hk Hl). reflexivity.
Qed.

Lemma rotation_residual A y x i :
  residual N (rotate_matrix A) (times m q y) x i == times m q (residual N A y x) i.
Proof.
  unfold residual, rotate_matrix, times.
  transitivity (sum m (fun k => sum N (fun j => q i k * (A k j * x j))) + - (1) * sum m (fun k => q i k * y k)).
  - rewrite sum_swap. setoid_replace (- (1) * sum m (fun k => q i k * y k)) with (- sum m (fun k => q i k * y k))
    by ring.
    assert (E : sum N (fun j => sum m (fun k => q i k * A k j) * x j) ==
      sum N (fun j => sum m (fun k => q i k * (A k j * x j)))); [| rewrite E; ring].
    apply sum_same. intros j _. rewrite mult_commutes, <- sum_scale. apply sum_same. intros. ring.
  - rewrite <- sum_scale, <- sum_plus. apply sum_same. intros k _. rewrite sum_scale. ring.
Qed.

Theorem C0_invariant p A y x :
  minimiser p m N (rotate_matrix A) (times m q y) x <-> minimiser p m N A y x.
Proof.
  assert (O : forall x v, objective p m N (rotate_matrix A) (times m q y) x v <-> objective p m N A y x v).
  { intros x' v. assert (E : square m (residual N (rotate_matrix A) (times m q y) x') == square m (residual N A y x')).
    { rewrite <- (rotation_square (residual N A y x')). apply sum_same. intros i _.
      rewrite !rotation_residual. reflexivity. }
    split; apply at_most_same; try apply le_refl; try reflexivity; [exact E | symmetry; exact E]. }
  unfold minimiser. split; intros [[v V] Min]; split.
  - exists v. apply (proj1 (O x v) V).
  - intros x' w W. apply (proj1 (O x w)), (Min x' w), (proj2 (O x' w) W).
  - exists v. apply (proj2 (O x v) V).
  - intros x' w W. apply (proj2 (O x w)), (Min x' w), (proj1 (O x' w) W).
Qed.

End Rotation.

(** ** What computes *)

(** By C0, whether [x] is a minimiser can be decided. *)
Definition minimiser_bool (p : program) (alpha beta : K) (N : nat) (x : vector) : bool :=
  forallb (fun j => eq_bool (x j) 0) (seq 2 N) && le_bool 0 (x O) && le_bool 0 (x 1%nat) &&
  eq_bool (x O + x 1%nat) (coefficient p (if lt_le_dec alpha beta then beta else alpha)) &&
  (le_bool beta alpha || eq_bool (x O) 0) && (le_bool alpha beta || eq_bool (x 1%nat) 0).

Theorem minimiser_decided p alpha beta b g m N x : let top := if lt_le_dec alpha beta then beta else alpha in
  (forall j, 0 <= g j < top) -> 0 <= alpha -> 0 <= beta -> admitted p top ->
  minimiser_bool p alpha beta N x = true <->
  minimiser p (S m) (S (S N)) (family_matrix alpha beta b g (S m)) e1 x.
Proof.
  intros top G A B Ad. rewrite (C0_minimisers p alpha beta b g m N G A B Ad). unfold minimiser_bool. fold top.
  rewrite !Bool.andb_true_iff, pair_decided, !implies_decided, !le_bool_iff, eq_bool_iff. split.
  - intros H. exists (x O), (x 1%nat). intuition.
  - intros (u & v & Eq & H). pose proof (Eq O ltac:(lia)) as E0. pose proof (Eq 1%nat ltac:(lia)) as E1.
    simpl in E0, E1. destruct H as (U & V & Sum & Z1 & Z2).
    repeat apply conj; [| intros; rewrite ?E0, ?E1; auto ..].
    intros [| [| j]] Hj; [reflexivity.. |]. apply (Eq (S (S j)) Hj).
Qed.
End Optimisation.
