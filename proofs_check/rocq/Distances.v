(** * The norms l^p over every ordered field

    For a natural number p >= 1, "|x - y|_p <= r" is said without roots: 0 <= r and |x_1 - y_1|^p + ... <= r^p ([ball]);
    p = 2 is the Euclidean norm.  [sup_ball] is the norm l^inf.  Both satisfy the triangle inequality ([ball_triangle],
    [sup_ball_triangle]); over the rational numbers they are metrics ([lp_metric], [linf_metric]).
    Two corners c e_1 and
    c e_2 are at distance 2^{1/p} c, in l^inf at distance c.

    Idea (Minkowski).  t |-> t^p is convex on t >= 0, and (|a| + |b|)/(r + s) is the convex combination of |a|/r and
    |b|/s with the weights r/(r + s) and s/(r + s); sum over the coordinates. *)

From Coq Require Import ZArith QArith Qabs Lqa Lia PeanoNat List Setoid Morphisms.
From Barriers Require Import OrderedFields Archimedean Algorithms Computation Sums.
Open Scope field_scope.

Section Distances.
Context {K : ordered_field}.
Add Field K_f : (K_field K) (morphism (of_Q_morph K), constants [f_cst], setoid (K_setoid K) (K_ext K)).
Implicit Types t u v : K.

(** ** Powers *)

Fixpoint fpower (q : K) (n : nat) : K := match n with O => 1 | S n => q * fpower q n end.

#[global] Instance fpower_proper : Proper (feq ==> eq ==> feq) fpower.
Proof. intros x y E n ? <-. induction n as [| n IH]; simpl; [reflexivity | apply fmul_proper; assumption]. Qed.

Lemma fpower_positive (x : K) n : 0 < x -> 0 < fpower x n.
Proof. intros H. induction n; simpl; [fra | apply mult_lt_0_compat; assumption]. Qed.

Lemma power_nonneg (x : K) n : 0 <= x -> 0 <= fpower x n.
Proof. intros H. induction n as [| n IH]; simpl; [fra |]. apply mult_le_0_compat; assumption. Qed.

Lemma power_times (x y : K) n : fpower (x * y) n == fpower x n * fpower y n.
Proof. induction n as [| n IH]; simpl; [ring |]. rewrite IH. ring. Qed.

Lemma power_le (x y : K) n : 0 <= x <= y -> fpower x n <= fpower y n.
Proof.
  intros [H0 H]. induction n as [| n IH]; simpl; [fra |]. pose proof (power_nonneg x n H0).
  assert (0 <= x * (fpower y n - fpower x n)) by (apply mult_le_0_compat; fra).
  assert (0 <= (y - x) * fpower y n) by (apply mult_le_0_compat; fra). fra.
Qed.

Lemma power_lt_inv (x y : K) n : 0 <= x -> 0 <= y -> fpower x n < fpower y n -> x < y.
Proof.
  intros X Y L. apply lt_not_le. intros C. pose proof (power_le y x n (conj Y C)). fra.
Qed.

Lemma power_le_inv (x y : K) p : (1 <= p)%nat -> 0 <= x -> 0 <= y -> fpower x p <= fpower y p -> x <= y.
Proof.
  intros Hp X Y L. apply le_not_lt. intros C. assert (P : fpower y p < fpower x p); [| fra].
  destruct p as [| p]; [lia |]. clear Hp L. induction p as [| p IH]; [simpl; fra |].
  change (y * fpower y (S p) < x * fpower x (S p)). pose proof (power_nonneg y (S p) Y).
  assert (0 < x * (fpower x (S p) - fpower y (S p))) by (apply mult_lt_0_compat; fra).
  assert (0 <= (x - y) * fpower y (S p)) by (apply mult_le_0_compat; fra). fra.
Qed.

Lemma power_of_0 p : (1 <= p)%nat -> fpower 0 p == 0.
Proof. intros H. destruct p; [lia |]. simpl. ring. Qed.

Lemma power_zero (x : K) p : (1 <= p)%nat -> 0 <= x -> fpower x p <= 0 -> x == 0.
Proof.
  intros Hp X L. assert (x <= 0); [| fra]. apply (power_le_inv x 0 p Hp X (le_refl 0)). rewrite power_of_0 by exact Hp.
  exact L.
Qed.

(** t |-> t^n is convex on t >= 0. *)
Lemma power_convex (l m u v : K) n : 0 <= l -> 0 <= m -> l + m == 1 -> 0 <= u -> 0 <= v ->
  fpower (l * u + m * v) n <= l * fpower u n + m * fpower v n.
Proof.
  intros L M E U V. induction n as [| n IH]; [simpl; fra |]. simpl.
  set (a := fpower u n) in *. set (b := fpower v n) in *.
  assert (C : 0 <= (u - v) * (a - b)).
  { destruct (lt_le_dec u v) as [H | H].
    - assert (a <= b) by (apply power_le; fra). setoid_replace ((u - v) * (a - b)) with ((v - u) * (b - a)) by ring.
      apply mult_le_0_compat; fra.
    - assert (b <= a) by (apply power_le; fra). apply mult_le_0_compat; fra. }
  assert (W : 0 <= l * u + m * v).
  { pose proof (mult_le_0_compat l u L U). pose proof (mult_le_0_compat m v M V). fra. }
  assert (LM : 0 <= l * m) by (apply mult_le_0_compat; assumption).
  assert (D : 0 <= l * m * ((u - v) * (a - b))) by (apply mult_le_0_compat; assumption).
  assert (I : 0 <= (l * u + m * v) * (l * a + m * b - fpower (l * u + m * v) n)) by (apply mult_le_0_compat; fra).
  setoid_replace (l * (u * a) + m * (v * b)) with
    ((l * u + m * v) * (l * a + m * b) + l * m * ((u - v) * (a - b)) + (1 - (l + m)) * (l * (u * a) + m * (v * b)))
    by ring.
  rewrite E. fra.
Qed.

(** If x^n < y, then z^n <= y for some z > x: powers are continuous. *)
Lemma power_room (x y : K) n : 0 <= x -> fpower x n < y -> exists z, x < z /\ fpower z n <= y.
Proof.
  intros X L.
  assert (B : exists M, 0 <= M /\ forall t, 0 <= t <= 1 -> fpower (x + t) n <= fpower x n + t * M).
  { clear L. induction n as [| n (M & HM & H)]; [exists 0; split; [fra |]; intros; simpl; fra |].
    exists (x * M + fpower x n + M). pose proof (power_nonneg x n X) as P.
    split; [assert (0 <= x * M) by (apply mult_le_0_compat; assumption); fra |]. intros t Ht. simpl.
    specialize (H t Ht).
    assert (0 <= (x + t) * (fpower x n + t * M - fpower (x + t) n)) by (apply mult_le_0_compat; fra).
    assert (0 <= t * M * (1 - t)); [| fra]. apply mult_le_0_compat; [apply mult_le_0_compat |]; fra. }
  destruct B as (M & HM & H). set (g := y - fpower x n). assert (G : 0 < g) by (unfold g; fra).
  assert (Pos : 0 < M + 1 + g) by fra. set (t := g * / (M + 1 + g)).
  assert (Et : (M + 1 + g) * t == g) by (unfold t; field; fra).
  assert (T0 : 0 < t) by (apply mult_lt_0_compat; [exact G | apply inv_positive, Pos]). clearbody t.
  assert (T1 : t <= 1).
  { apply le_not_lt. intros C. assert (0 < (M + 1 + g) * (t - 1)) by (apply mult_lt_0_compat; fra). fra. }
  exists (x + t). split; [fra |]. specialize (H t (conj (lt_le _ _ T0) T1)).
  assert (0 < (1 + g) * t) by (apply mult_lt_0_compat; fra). unfold g in *. fra.
Qed.

(** ** l^p *)

Definition power_sum (p N : nat) (x y : nat -> K) : K := sum N (fun j => fpower (fabs (x j - y j)) p).
Definition ball (p N : nat) (x : nat -> K) (r : K) (y : nat -> K) : Prop := 0 <= r /\ power_sum p N x y <= fpower r p.

Lemma power_sum_symmetric p N x y : power_sum p N x y == power_sum p N y x.
Proof. apply sum_same. intros j _. rewrite abs_minus. reflexivity. Qed.

Lemma power_abs_nonneg p u : 0 <= fpower (fabs u) p.
Proof. apply power_nonneg, abs_nonneg. Qed.

Lemma power_sum_same p N x x' y y' : equal N x x' -> equal N y y' -> power_sum p N x y == power_sum p N x' y'.
Proof. intros E F. apply sum_same. intros j Hj. rewrite (E j Hj), (F j Hj). reflexivity. Qed.

(** A ball of radius 0 is a point. *)
Lemma ball_zero p N x y : (1 <= p)%nat -> ball p N x 0 y -> equal N x y.
Proof.
  intros Hp [_ B] j Hj. rewrite power_of_0 in B by exact Hp.
  pose proof (sum_all_zero N _ (fun i _ => power_abs_nonneg p (x i - y i)) B j Hj) as E.
  cbv beta in E. assert (F : fabs (x j - y j) == 0).
  { apply (power_zero _ p); [exact Hp | apply abs_nonneg | rewrite E; fra]. }
  assert (G : x j - y j == 0) by (apply abs_zero; fra). fra.
Qed.

(** One coordinate of Minkowski's inequality. *)
Lemma minkowski_term p r s u v : 0 < r -> 0 < s ->
  fpower (fabs (u + v)) p * / fpower (r + s) p <=
  r / (r + s) * (fpower (fabs u) p * / fpower r p) + s / (r + s) * (fpower (fabs v) p * / fpower s p).
Proof.
  intros R S. pose proof (abs_nonneg u). pose proof (abs_nonneg v).
  assert (I : forall q, 0 < q -> / fpower q p == fpower (/ q) p).
  { intros q Hq. pose proof (fpower_positive q p Hq) as Q0. apply (mult_cancel _ _ (fpower q p) Q0).
    rewrite <- power_times, !mult_inv_r by fra.
    clear. induction p as [| p IH]; simpl; [reflexivity |]. rewrite <- IH. ring. }
  rewrite !I by fra. rewrite <- !power_times.
  assert (Ir : 0 < / r) by (apply inv_positive; fra). assert (Is : 0 < / s) by (apply inv_positive; fra).
  assert (Irs : 0 < / (r + s)) by (apply inv_positive; fra).
  apply (le_trans _ (fpower ((fabs u + fabs v) * / (r + s)) p)).
  - apply power_le. split; [apply mult_le_0_compat; [apply abs_nonneg | fra] |].
    pose proof (abs_triangle u v). assert (0 <= (fabs u + fabs v - fabs (u + v)) * / (r + s))
      by (apply mult_le_0_compat; fra). fra.
  - setoid_replace ((fabs u + fabs v) * / (r + s))
      with (r / (r + s) * (fabs u * / r) + s / (r + s) * (fabs v * / s)) by (field; repeat split; fra).
    apply power_convex; try (apply mult_le_0_compat; fra). field; fra.
Qed.

Lemma minkowski p N x y z (r s : K) : 0 < r -> 0 < s ->
  power_sum p N x y <= fpower r p -> power_sum p N y z <= fpower s p -> power_sum p N x z <= fpower (r + s) p.
Proof.
  intros R S A B. pose proof (fpower_positive r p R) as Pr. pose proof (fpower_positive s p S) as Ps.
  assert (Prs : 0 < fpower (r + s) p) by (apply fpower_positive; fra).
  assert (Small : forall P T : K, 0 < P -> T <= P -> / P * T <= 1).
  { intros P T HP L. assert (I : / P * P == 1) by (apply (finv_left K); fra). pose proof (inv_positive P HP).
    assert (0 <= / P * (P - T)) by (apply mult_le_0_compat; fra). fra. }
  pose proof (Small _ _ Pr A) as A'. pose proof (Small _ _ Ps B) as B'.
  assert (L : / fpower (r + s) p * power_sum p N x z <=
    r / (r + s) * (/ fpower r p * power_sum p N x y) + s / (r + s) * (/ fpower s p * power_sum p N y z)).
  { unfold power_sum. rewrite <- !sum_scale, <- sum_plus. apply sum_le. intros j _.
    rewrite !(mult_commutes (/ _) (fpower _ _)). setoid_replace (x j - z j) with (x j - y j + (y j - z j)) by ring.
    apply minkowski_term; assumption. }
  assert (W : 0 < / (r + s)) by (apply inv_positive; fra).
  assert (Wr : 0 <= r / (r + s)) by (apply mult_le_0_compat; fra).
  assert (Ws : 0 <= s / (r + s)) by (apply mult_le_0_compat; fra).
  assert (W1 : r / (r + s) + s / (r + s) == 1) by (field; fra).
  set (wr := r / (r + s)) in *. set (ws := s / (r + s)) in *.
  assert (0 <= wr * (1 - / fpower r p * power_sum p N x y)) by (apply mult_le_0_compat; fra).
  assert (0 <= ws * (1 - / fpower s p * power_sum p N y z)) by (apply mult_le_0_compat; fra).
  assert (T : / fpower (r + s) p * power_sum p N x z <= 1) by fra.
  assert (I : / fpower (r + s) p * fpower (r + s) p == 1) by (apply (finv_left K); fra).
  assert (0 <= fpower (r + s) p * (1 - / fpower (r + s) p * power_sum p N x z)) by (apply mult_le_0_compat; fra).
  assert (E : fpower (r + s) p * (1 - / fpower (r + s) p * power_sum p N x z) ==
    fpower (r + s) p - / fpower (r + s) p * fpower (r + s) p * power_sum p N x z) by ring.
  rewrite E, I in H1. fra.
Qed.

Lemma ball_symmetric p N x r y : ball p N x r y -> ball p N y r x.
Proof. intros [H B]. split; [exact H |]. rewrite power_sum_symmetric. exact B. Qed.

Lemma ball_triangle p N x r y s z : (1 <= p)%nat -> ball p N x r y -> ball p N y s z -> ball p N x (r + s) z.
Proof.
  intros Hp [R A] [S B]. split; [fra |].
  destruct (lt_le_dec 0 r) as [R' | R']; [destruct (lt_le_dec 0 s) as [S' | S'] |].
  - apply (minkowski p N x y z r s R' S' A B).
  - assert (E : s == 0) by fra. rewrite E in B |- *. rewrite plus_0_r.
    rewrite <- (power_sum_same p N x x y z); [exact A | intros j _; reflexivity |].
    apply (ball_zero p); [exact Hp | split; [fra | exact B]].
  - assert (E : r == 0) by fra. rewrite E in A |- *. rewrite plus_0_l.
    rewrite (power_sum_same p N x y z z); [exact B | | intros j _; reflexivity].
    apply (ball_zero p); [exact Hp | split; [fra | exact A]].
Qed.

(** ** l^inf *)

Definition sup_ball (N : nat) (x : nat -> K) (r : K) (y : nat -> K) : Prop :=
  0 <= r /\ forall j, (j < N)%nat -> fabs (x j - y j) <= r.

Lemma sup_ball_symmetric N x r y : sup_ball N x r y -> sup_ball N y r x.
Proof. intros [H B]. split; [exact H |]. intros j Hj. rewrite abs_minus. apply B, Hj. Qed.

Lemma sup_ball_triangle N x r y s z : sup_ball N x r y -> sup_ball N y s z -> sup_ball N x (r + s) z.
Proof.
  intros [H B] [H' B']. split; [fra |]. intros j Hj. specialize (B j Hj). specialize (B' j Hj).
  apply abs_le_condition in B. apply abs_le_condition in B'. apply abs_le_condition. fra.
Qed.

(** What computes. *)
Definition sup_ball_bool (N : nat) (x : nat -> K) (r : K) (y : nat -> K) : bool :=
  le_bool 0 r && forallb (fun j => le_bool (fabs (x j - y j)) r) (seq 0 N).

Lemma sup_ball_decided N x r y : sup_ball_bool N x r y = true <-> sup_ball N x r y.
Proof.
  unfold sup_ball_bool, sup_ball. rewrite Bool.andb_true_iff, le_bool_iff, forallb_forall.
  split; intros [H B]; (split; [exact H |]).
  - intros j Hj. apply le_bool_iff, B, in_seq. lia.
  - intros j Hj. apply le_bool_iff, B. apply in_seq in Hj. lia.
Qed.

(** ** Corners *)

Lemma corner_power_sum p N c : (1 <= p)%nat -> 0 <= c ->
  power_sum p (S (S N)) (pair c 0) (pair 0 c) == $2 * fpower c p.
Proof.
  intros Hp C. unfold power_sum. rewrite !sum_first, sum_zero.
  - simpl. rewrite (abs_pos (c - 0)), (abs_neg (0 - c)) by fra.
    setoid_replace (c - 0) with c by ring. setoid_replace (- (0 - c)) with c by ring. ring.
  - intros j _. cbn [pair]. rewrite (abs_pos (0 - 0)) by fra. setoid_replace (0 - 0 : K) with (0 : K) by ring.
    apply power_of_0, Hp.
Qed.

(** |c e_1 - c e_2|_p = 2^{1/p} c *)
Lemma corners_ball p N c kappa : (1 <= p)%nat -> 0 <= c -> 0 <= kappa -> fpower kappa p <= $2 * fpower c p ->
  forall x y, equal (S (S N)) x (pair c 0) -> equal (S (S N)) y (pair 0 c) ->
  forall r, ball p (S (S N)) x r y -> kappa <= r.
Proof.
  intros Hp C Kp L x y X Y r [R B]. rewrite (power_sum_same p _ x _ y _ X Y), (corner_power_sum p N c Hp C) in B.
  apply (power_le_inv kappa r p Hp Kp R). fra.
Qed.

(** |c e_1 - c e_2|_inf = c *)
Lemma corners_sup_ball N c : 0 <= c ->
  forall x y, equal (S (S N)) x (pair c 0) -> equal (S (S N)) y (pair 0 c) ->
  forall r, sup_ball (S (S N)) x r y -> c <= r.
Proof.
  intros C x y X Y r [_ B]. specialize (B O ltac:(lia)). rewrite (X O), (Y O) in B by lia. cbn [pair] in B.
  apply abs_le_condition in B. fra.
Qed.

(** ** Points of the plane of the first two coordinates *)

Lemma pair_power_sum p N u v u' v' : (1 <= p)%nat ->
  power_sum p (S (S N)) (pair u v) (pair u' v') == fpower (fabs (u - u')) p + fpower (fabs (v - v')) p.
Proof.
  intros Hp. unfold power_sum. rewrite !sum_first, sum_zero; [cbn [pair]; ring |].
  intros j _. cbn [pair]. rewrite (abs_pos (0 - 0)) by fra. setoid_replace (0 - 0 : K) with (0 : K) by ring.
  apply power_of_0, Hp.
Qed.

Lemma power_sum_self p N x : (1 <= p)%nat -> power_sum p N x x == 0.
Proof.
  intros Hp. apply sum_zero. intros j _. assert (E : fabs (x j - x j) == 0).
  { rewrite (abs_pos (x j - x j)) by fra. ring. }
  rewrite E. apply power_of_0, Hp.
Qed.

Lemma power_two t : fpower (fabs t) 2 == t * t.
Proof. simpl. destruct (abs_spec t) as [[_ E] | [_ E]]; rewrite E; ring. Qed.
End Distances.

(** ** Metrics on vectors of rational numbers, and accuracy *)

Open Scope Q_scope.

Lemma power_rational (x : Q) n : fpower x n = power x n.
Proof. reflexivity. Qed.

(** l^p, p >= 1, as a metric on vectors of N coordinates. *)
Definition lp_metric (p N : nat) (p_positive : (1 <= p)%nat) : metric vector.
Proof.
  refine {| near := fun x (r : Q) y => ball p N x r y |}.
  - intros x r y. apply ball_symmetric.
  - intros x r y s z. apply (ball_triangle p N x r y s z p_positive).
Defined.

(** p = 2 *)
Lemma two_positive : (1 <= 2)%nat.
Proof. lia. Qed.

Definition euclidean (N : nat) : metric vector := lp_metric 2 N two_positive.

Definition linf_metric (N : nat) : metric vector.
Proof.
  refine {| near := fun x (r : Q) y => sup_ball N x r y |}.
  - intros x r y. apply sup_ball_symmetric.
  - intros x r y s z. apply sup_ball_triangle.
Defined.

(** |c e_1 - c e_2|_p = 2^{1/p} c *)
Lemma corners_apart p N (c kappa : Q) (Hp : (1 <= p)%nat) : 0 <= c -> 0 <= kappa -> power kappa p <= 2 * power c p ->
  forall x y, equal (S (S N)) x (pair c 0) -> equal (S (S N)) y (pair 0 c) ->
  forall r, near (lp_metric p (S (S N)) Hp) x r y -> kappa <= r.
Proof. exact (@corners_ball Q_field p N c kappa Hp). Qed.

(** |c e_1 - c e_2|_inf = c *)
Lemma corners_apart_sup N (c : Q) : 0 <= c ->
  forall x y, equal (S (S N)) x (pair c 0) -> equal (S (S N)) y (pair 0 c) ->
  forall r, near (linf_metric (S (S N))) x r y -> c <= r.
Proof. exact (@corners_sup_ball Q_field N c). Qed.

Lemma accurate_lp p N (Hp : (1 <= p)%nat) (a : Q) (S : vector -> Prop) x s :
  0 <= a -> S s -> (power_sum p N x s <= power a p) -> accurate (lp_metric p N Hp) a S x.
Proof.
  intros A Hs L e He. exists s. split; [exact Hs |]. split; [simpl; lra |].
  apply (Qle_trans _ (power a p) _ L). apply (@power_le Q_field a (a + e) p). simpl. split; lra.
Qed.

Lemma accurate_lp_exact p N (Hp : (1 <= p)%nat) (a : Q) (S : vector -> Prop) x : 0 <= a -> S x ->
  accurate (lp_metric p N Hp) a S x.
Proof.
  intros A Hx. apply (accurate_lp p N Hp a S x x A Hx).
  pose proof (@power_sum_self Q_field p N x Hp) as E. pose proof (@power_nonneg Q_field a p A) as P.
  change (@power_sum Q_field p N x x == 0) in E. change (0 <= power a p) in P. rewrite E. exact P.
Qed.

Lemma accurate_linf N (a : Q) (S : vector -> Prop) x : 0 <= a -> S x -> accurate (linf_metric N) a S x.
Proof.
  intros A Hs e He. exists x. split; [exact Hs |]. split; [simpl; lra |]. intros j _. apply abs_le_condition. in_Q. lra.
Qed.

(** In the plane, in the Euclidean norm: (u - u')^2 + (v - v')^2 <= a^2. *)
Lemma accurate_plane N (a : Q) (T : vector -> Prop) (u v u' v' : Q) : 0 <= a -> T (pair u' v') ->
  (u - u') * (u - u') + (v - v') * (v - v') <= a * a -> accurate (euclidean (S (S N))) a T (pair u v).
Proof.
  intros A Hs L. apply (accurate_lp 2 _ two_positive a T (pair u v) (pair u' v') A Hs).
  pose proof (@pair_power_sum Q_field 2 N u v u' v' two_positive) as E. rewrite !power_two in E. in_Q.
  rewrite E. simpl. lra.
Qed.
