(** * The norms l^p over the rationals

    For a natural number p >= 1, "|x - y|_p <= r" is said without roots: 0 <= r and |x_1 - y_1|^p + ... <= r^p ([ball]);
    p = 2 is the Euclidean norm.  [sup_ball] is the norm l^inf.  Both satisfy the triangle inequality ([lp_metric],
    [linf_metric]).  Two corners c e_1 and c e_2 are at distance 2^{1/p} c, in l^inf at distance c.

    Idea (Minkowski).  t |-> t^p is convex on t >= 0, and (|a| + |b|)/(r + s) is the convex combination of |a|/r and
    |b|/s with the weights r/(r + s) and s/(r + s); sum over the coordinates. *)

From Coq Require Import QArith Qabs Lqa Lia PeanoNat List Setoid Morphisms.
From Barriers Require Import Algorithms Computation Sums.
Open Scope Q_scope.

(** ** Powers *)

#[global] Instance power_proper : Proper (Qeq ==> eq ==> Qeq) power.
Proof. intros x y E n ? <-. induction n as [| n IH]; simpl; [reflexivity | apply Qmult_comp; assumption]. Qed.

Lemma power_nonneg x n : 0 <= x -> 0 <= power x n.
Proof. intros H. induction n as [| n IH]; simpl; [lra |]. apply Qmult_le_0_compat; assumption. Qed.

Lemma power_times x y n : power (x * y) n == power x n * power y n.
Proof. induction n as [| n IH]; simpl; [lra |]. rewrite IH. ring. Qed.

Lemma power_le x y n : 0 <= x <= y -> power x n <= power y n.
Proof.
  intros [H0 H]. induction n as [| n IH]; simpl; [lra |]. pose proof (power_nonneg x n H0).
  apply Qle_trans with (x * power y n); [rewrite !(Qmult_comm x) | ]; apply Qmult_le_compat_r; lra.
Qed.

Lemma power_lt_inv x y n : 0 <= x -> 0 <= y -> power x n < power y n -> x < y.
Proof. intros X Y L. apply Qnot_le_lt. intros C. pose proof (power_le y x n (conj Y C)). lra. Qed.

Lemma power_le_inv x y p : (1 <= p)%nat -> 0 <= x -> 0 <= y -> power x p <= power y p -> x <= y.
Proof.
  intros Hp X Y L. apply Qnot_lt_le. intros C. assert (P : power y p < power x p); [| lra].
  destruct p as [| p]; [lia |]. clear Hp L. induction p as [| p IH]; [simpl; lra |].
  change (y * power y (S p) < x * power x (S p)). pose proof (power_nonneg y (S p) Y). nra.
Qed.

Lemma power_zero x p : (1 <= p)%nat -> 0 <= x -> power x p <= 0 -> x == 0.
Proof.
  intros Hp X L. assert (x <= 0); [| lra]. apply (power_le_inv x 0 p); try lra; try exact Hp.
  destruct p; simpl; lra || (rewrite Qmult_0_l; exact L).
Qed.

(** t |-> t^n is convex on t >= 0. *)
Lemma power_convex l m u v n : 0 <= l -> 0 <= m -> l + m == 1 -> 0 <= u -> 0 <= v ->
  power (l * u + m * v) n <= l * power u n + m * power v n.
Proof.
  intros L M E U V. induction n as [| n IH]; [simpl; lra |]. simpl.
  set (a := power u n) in *. set (b := power v n) in *.
  assert (C : 0 <= (u - v) * (a - b)).
  { destruct (Qlt_le_dec u v) as [H | H].
    - assert (a <= b) by (apply power_le; lra). setoid_replace ((u - v) * (a - b)) with ((v - u) * (b - a)) by ring.
      apply Qmult_le_0_compat; lra.
    - assert (b <= a) by (apply power_le; lra). apply Qmult_le_0_compat; lra. }
  assert (W : 0 <= l * u + m * v).
  { pose proof (Qmult_le_0_compat l u L U). pose proof (Qmult_le_0_compat m v M V). lra. }
  apply Qle_trans with ((l * u + m * v) * (l * a + m * b)).
  { rewrite !(Qmult_comm (l * u + m * v)). apply Qmult_le_compat_r; assumption. }
  assert (LM : 0 <= l * m) by (apply Qmult_le_0_compat; assumption).
  assert (D : 0 <= l * m * ((u - v) * (a - b))) by (apply Qmult_le_0_compat; assumption).
  setoid_replace (l * (u * a) + m * (v * b)) with
    ((l * u + m * v) * (l * a + m * b) + l * m * ((u - v) * (a - b)) + (1 - (l + m)) * (l * (u * a) + m * (v * b)))
    by ring.
  rewrite E. lra.
Qed.

(** If x^n < y, then z^n <= y for some z > x: powers are continuous. *)
Lemma power_room x y n : 0 <= x -> power x n < y -> exists z, x < z /\ power z n <= y.
Proof.
  intros X L.
  assert (B : exists M, 0 <= M /\ forall t, 0 <= t <= 1 -> power (x + t) n <= power x n + t * M).
  { clear L. induction n as [| n (M & HM & H)]; [exists 0; split; [lra |]; intros; simpl; lra |].
    exists (x * M + power x n + M). pose proof (power_nonneg x n X) as P. split; [nra |]. intros t Ht. simpl.
    apply Qle_trans with ((x + t) * (power x n + t * M)).
    - rewrite !(Qmult_comm (x + t)). apply Qmult_le_compat_r; [apply H, Ht | lra].
    - assert (0 <= t * M * (1 - t)); [| lra]. apply Qmult_le_0_compat; [apply Qmult_le_0_compat |]; lra. }
  destruct B as (M & HM & H). set (g := y - power x n). assert (G : 0 < g) by (unfold g; lra).
  assert (Pos : 0 < M + 1 + g) by lra. set (t := g * / (M + 1 + g)).
  assert (Et : (M + 1 + g) * t == g) by (unfold t; field; lra).
  assert (T0 : 0 < t) by (apply Qmult_lt_0_compat; [exact G | apply Qinv_lt_0_compat, Pos]). clearbody t.
  assert (T1 : t <= 1) by (apply Qnot_lt_le; intros C; nra).
  exists (x + t). split; [lra |]. specialize (H t (conj (Qlt_le_weak _ _ T0) T1)).
  assert (t * M <= g); [nra | unfold g in *; lra].
Qed.

(** ** l^p *)

Definition power_sum (p N : nat) (x y : vector) : Q := sum N (fun j => power (Qabs (x j - y j)) p).
Definition ball (p N : nat) (x : vector) (r : Q) (y : vector) : Prop := 0 <= r /\ power_sum p N x y <= power r p.

Lemma power_sum_symmetric p N x y : power_sum p N x y == power_sum p N y x.
Proof. apply sum_same. intros j _. rewrite Qabs_Qminus. reflexivity. Qed.

Lemma power_abs_nonneg p u : 0 <= power (Qabs u) p.
Proof. apply power_nonneg, Qabs_nonneg. Qed.

(** A ball of radius 0 is a point. *)
Lemma ball_zero p N x y : (1 <= p)%nat -> ball p N x 0 y -> equal N x y.
Proof.
  intros Hp [_ B] j Hj. assert (Z : power 0 p == 0) by (destruct p; [lia |]; simpl; ring). rewrite Z in B.
  pose proof (sum_all_zero N _ (fun i _ => power_abs_nonneg p (x i - y i)) B j Hj) as E.
  cbv beta in E. assert (F : Qabs (x j - y j) == 0).
  { apply (power_zero _ p); [exact Hp | apply Qabs_nonneg | rewrite E; lra]. }
  pose proof (Qle_Qabs (x j - y j)). pose proof (Qle_Qabs (- (x j - y j))) as O. rewrite Qabs_opp in O. lra.
Qed.

(** One coordinate of Minkowski's inequality. *)
Lemma minkowski_term p r s u v : 0 < r -> 0 < s ->
  power (Qabs (u + v)) p * / power (r + s) p <=
  r / (r + s) * (power (Qabs u) p * / power r p) + s / (r + s) * (power (Qabs v) p * / power s p).
Proof.
  intros R S. pose proof (Qabs_nonneg u). pose proof (Qabs_nonneg v).
  assert (I : forall q, 0 < q -> / power q p == power (/ q) p).
  { intros q Hq. assert (0 < power q p) by (apply power_positive, Hq).
    apply (Qmult_inj_l _ _ (power q p)); [lra |]. rewrite <- power_times, !Qmult_inv_r by lra.
    clear. induction p as [| p IH]; simpl; [reflexivity |]. rewrite <- IH. reflexivity. }
  rewrite !I by lra. rewrite <- !power_times.
  assert (Ir : 0 < / r) by (apply Qinv_lt_0_compat; lra). assert (Is : 0 < / s) by (apply Qinv_lt_0_compat; lra).
  assert (Irs : 0 < / (r + s)) by (apply Qinv_lt_0_compat; lra).
  eapply Qle_trans; [apply (power_le _ ((Qabs u + Qabs v) * / (r + s))) |].
  - split; [apply Qmult_le_0_compat; [apply Qabs_nonneg | lra] |].
    apply Qmult_le_compat_r; [apply Qabs_triangle | lra].
  - setoid_replace ((Qabs u + Qabs v) * / (r + s))
      with (r / (r + s) * (Qabs u * / r) + s / (r + s) * (Qabs v * / s)) by (field; lra).
    apply power_convex; try (apply Qmult_le_0_compat; lra). field; lra.
Qed.

Lemma minkowski p N x y z r s : 0 < r -> 0 < s ->
  power_sum p N x y <= power r p -> power_sum p N y z <= power s p -> power_sum p N x z <= power (r + s) p.
Proof.
  intros R S A B. assert (Pr : 0 < power r p) by (apply power_positive; lra).
  assert (Ps : 0 < power s p) by (apply power_positive; lra).
  assert (Prs : 0 < power (r + s) p) by (apply power_positive; lra).
  assert (Small : forall P T, 0 < P -> T <= P -> T * / P <= 1).
  { intros P T HP L. assert (0 < / P) by (apply Qinv_lt_0_compat; exact HP).
    assert (E : P * / P == 1) by (apply Qmult_inv_r; lra). rewrite <- E. apply Qmult_le_compat_r; lra. }
  pose proof (Small _ _ Pr A) as A'. pose proof (Small _ _ Ps B) as B'.
  assert (L : / power (r + s) p * power_sum p N x z <=
    r / (r + s) * (/ power r p * power_sum p N x y) + s / (r + s) * (/ power s p * power_sum p N y z)).
  { unfold power_sum. rewrite <- !sum_scale, <- sum_plus. apply sum_le. intros j _.
    rewrite !(Qmult_comm (/ _) (power _ _)). setoid_replace (x j - z j) with (x j - y j + (y j - z j)) by ring.
    apply minkowski_term; assumption. }
  rewrite (Qmult_comm (/ power r p)), (Qmult_comm (/ power s p)) in L.
  assert (W : 0 < / (r + s)) by (apply Qinv_lt_0_compat; lra).
  assert (Wr : 0 <= r / (r + s)) by (apply Qmult_le_0_compat; lra).
  assert (Ws : 0 <= s / (r + s)) by (apply Qmult_le_0_compat; lra).
  assert (W1 : r / (r + s) + s / (r + s) == 1) by (field; lra).
  set (wr := r / (r + s)) in *. set (ws := s / (r + s)) in *. clearbody wr ws.
  assert (T : / power (r + s) p * power_sum p N x z <= 1) by nra.
  setoid_replace (power_sum p N x z) with (power (r + s) p * (/ power (r + s) p * power_sum p N x z)) by (field; lra).
  set (T' := / power (r + s) p * power_sum p N x z) in *. clearbody T'. nra.
Qed.

Lemma power_sum_same p N x x' y y' : equal N x x' -> equal N y y' -> power_sum p N x y == power_sum p N x' y'.
Proof. intros E F. apply sum_same. intros j Hj. rewrite (E j Hj), (F j Hj). reflexivity. Qed.

(** l^p, p >= 1, as a metric on vectors of N coordinates. *)
Definition lp_metric (p N : nat) (p_positive : (1 <= p)%nat) : metric vector.
Proof.
  refine {| near := ball p N |}.
  - intros x r y [H B]. split; [exact H |]. rewrite power_sum_symmetric. exact B.
  - intros x r y s z [R A] [S B]. split; [lra |].
    destruct (Qlt_le_dec 0 r) as [R' | R']; [destruct (Qlt_le_dec 0 s) as [S' | S'] |].
    + apply (minkowski p N x y z r s R' S' A B).
    + assert (E : s == 0) by lra. rewrite E in *. rewrite Qplus_0_r.
      rewrite <- (power_sum_same p N x x y z); [exact A | intros j _; reflexivity |].
      apply (ball_zero p); [exact p_positive | split; [lra | exact B]].
    + assert (E : r == 0) by lra. rewrite E in *. rewrite Qplus_0_l.
      rewrite (power_sum_same p N x y z z); [exact B | | intros j _; reflexivity].
      apply (ball_zero p); [exact p_positive | split; [lra | exact A]].
Defined.

(** p = 2 *)
Lemma two_positive : (1 <= 2)%nat.
Proof. lia. Qed.

Definition euclidean (N : nat) : metric vector := lp_metric 2 N two_positive.

(** ** l^inf *)

Definition sup_ball (N : nat) (x : vector) (r : Q) (y : vector) : Prop :=
  0 <= r /\ forall j, (j < N)%nat -> Qabs (x j - y j) <= r.

(** What computes. *)
Definition sup_ball_bool (N : nat) (x : vector) (r : Q) (y : vector) : bool :=
  Qle_bool 0 r && forallb (fun j => Qle_bool (Qabs (x j - y j)) r) (seq 0 N).

Lemma sup_ball_decided N x r y : sup_ball_bool N x r y = true <-> sup_ball N x r y.
Proof.
  unfold sup_ball_bool, sup_ball. rewrite Bool.andb_true_iff, Qle_bool_iff, forallb_forall.
  split; intros [H B]; (split; [exact H |]).
  - intros j Hj. apply Qle_bool_iff, B, in_seq. lia.
  - intros j Hj. apply Qle_bool_iff, B. apply in_seq in Hj. lia.
Qed.

Definition linf_metric (N : nat) : metric vector.
Proof.
  refine {| near := sup_ball N |}.
  - intros x r y [H B]. split; [exact H |]. intros j Hj. rewrite Qabs_Qminus. apply B, Hj.
  - intros x r y s z [H B] [H' B']. split; [lra |]. intros j Hj. specialize (B j Hj). specialize (B' j Hj).
    apply Qabs_Qle_condition in B. apply Qabs_Qle_condition in B'. apply Qabs_Qle_condition. lra.
Defined.

(** ** Corners *)

Lemma corner_power_sum p N c : (1 <= p)%nat -> 0 <= c ->
  power_sum p (S (S N)) (pair c 0) (pair 0 c) == 2 * power c p.
Proof.
  intros Hp C. unfold power_sum. rewrite !sum_first, sum_zero.
  - simpl. rewrite (Qabs_pos (c - 0)), (Qabs_neg (0 - c)) by lra.
    setoid_replace (c - 0) with c by ring. setoid_replace (- (0 - c)) with c by ring. ring.
  - intros j _. simpl. destruct p; [lia |]. simpl. change (Qabs (0 - 0)) with 0. ring.
Qed.

(** |c e_1 - c e_2|_p = 2^{1/p} c *)
Lemma corners_apart p N c kappa (Hp : (1 <= p)%nat) : 0 <= c -> 0 <= kappa -> power kappa p <= 2 * power c p ->
  forall x y, equal (S (S N)) x (pair c 0) -> equal (S (S N)) y (pair 0 c) ->
  forall r, near (lp_metric p (S (S N)) Hp) x r y -> kappa <= r.
Proof.
  intros C K L x y X Y r [R B]. rewrite (power_sum_same p _ x _ y _ X Y), (corner_power_sum p N c Hp C) in B.
  apply (power_le_inv kappa r p Hp K R). lra.
Qed.

(** |c e_1 - c e_2|_inf = c *)
Lemma corners_apart_sup N c : 0 <= c ->
  forall x y, equal (S (S N)) x (pair c 0) -> equal (S (S N)) y (pair 0 c) ->
  forall r, near (linf_metric (S (S N))) x r y -> c <= r.
Proof.
  intros C x y X Y r [_ B]. specialize (B O ltac:(lia)). rewrite (X O), (Y O) in B by lia. cbn [pair] in B.
  apply Qabs_Qle_condition in B. lra.
Qed.

(** ** Points of the plane of the first two coordinates, and accuracy *)

Lemma pair_power_sum p N u v u' v' : (1 <= p)%nat ->
  power_sum p (S (S N)) (pair u v) (pair u' v') == power (Qabs (u - u')) p + power (Qabs (v - v')) p.
Proof.
  intros Hp. unfold power_sum. rewrite !sum_first, sum_zero; [cbn [pair]; ring |].
  intros j _. cbn [pair]. destruct p; [lia |]. simpl. change (Qabs (0 - 0)) with 0. ring.
Qed.

Lemma accurate_lp p N (Hp : (1 <= p)%nat) a (S : vector -> Prop) x s :
  0 <= a -> S s -> power_sum p N x s <= power a p -> accurate (lp_metric p N Hp) a S x.
Proof.
  intros A Hs L e He. exists s. split; [exact Hs |]. split; [lra |].
  assert (power a p <= power (a + e) p) by (apply power_le; lra). lra.
Qed.

Lemma accurate_lp_exact p N (Hp : (1 <= p)%nat) a (S : vector -> Prop) x : 0 <= a -> S x ->
  accurate (lp_metric p N Hp) a S x.
Proof.
  intros A Hx. apply (accurate_lp p N Hp a S x x A Hx). unfold power_sum.
  rewrite sum_zero; [apply power_nonneg, A |]. intros j _. setoid_replace (x j - x j) with 0 by ring.
  destruct p; [lia |]. change (Qabs 0) with 0. simpl. ring.
Qed.

Lemma accurate_linf N a (S : vector -> Prop) x : 0 <= a -> S x -> accurate (linf_metric N) a S x.
Proof.
  intros A Hs e He. exists x. split; [exact Hs |]. split; [lra |]. intros j _. apply Qabs_Qle_condition. lra.
Qed.

(** In the plane, in the Euclidean norm: (u - u')^2 + (v - v')^2 <= a^2. *)
Lemma accurate_plane N a (T : vector -> Prop) u v u' v' : 0 <= a -> T (pair u' v') ->
  (u - u') * (u - u') + (v - v') * (v - v') <= a * a -> accurate (euclidean (S (S N))) a T (pair u v).
Proof.
  intros A Hs L. apply (accurate_lp 2 _ two_positive a T (pair u v) (pair u' v') A Hs). rewrite pair_power_sum by lia.
  assert (E : forall t, power (Qabs t) 2 == t * t).
  { intros t. simpl. rewrite Qmult_1_r, <- Qabs_Qmult. apply Qabs_pos, square_nonneg. }
  rewrite !E. simpl. lra.
Qed.
