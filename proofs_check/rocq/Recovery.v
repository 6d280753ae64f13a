(** * E0: with the robust null space property the objective is sharp

    A is an m x N matrix with the l2-robust null space property of order s with constants rho < 1 and gamma:
    |x_S|_2 <= (rho/sqrt s) |x_T|_1 + gamma |Ax|_2 for all x and all S of at most s indices, T the other ones.  With
    C = (1 + rho)^2/(1 - rho) and D = (3 + rho) gamma/(1 - rho), for all x, z and S,

      |z - x|_2 <= (C/sqrt s) (|z|_1 - |x|_1 + 2 |x_T|_1) + D |A(z - x)|_2,

    which is Theorem 4.25 of Foucart and Rauhut ([E0_recovery]).  With F(z) = lambda |z|_1 + |Az - y|_2 and
    0 < lambda <= C/(D sqrt s) it follows that |z - x|_2 <= C^ (F(z) - F(x) + 2 lambda |x_T|_1 + 2 |Ax - y|_2)
    ([E0_sharpness]).  The least |x_T|_1 is sigma_s(x)_1 ([sigma_least]).

    Roots.  [root] is a number with root^2 = s; over the reals there always is one.  Lengths are bounds ([Lengths]):
    "F(z) <= f" is [value_at_most], and a bound b of |Ax - y|_2 stands for |Ax - y|_2.

    Idea.  v = z - x.  (1) |v_S|_1 <= sqrt s |v_S|_2 <= rho |v_T|_1 + gamma sqrt s |Av|_2, and |v_T|_1 is at most
    |z|_1 - |x|_1 + 2 |x_T|_1 + |v_S|_1: so |v|_1 is bounded.  (2) For the s largest entries, |v_T|_2 <= |v|_1/sqrt s.
    *)

From Coq Require Import ZArith QArith Lia PeanoNat List Setoid Morphisms Permutation Sorted.
From Barriers Require Import OrderedFields LinearSystems Lengths.
Import ListNotations.
Open Scope field_scope.

Section Recovery.
Context {K : ordered_field}.
Add Field K_f : (K_field K) (morphism (of_Q_morph K), constants [f_cst], setoid (K_setoid K) (K_ext K)).
Implicit Types (A : nat -> nat -> K) (x y z u v w : nat -> K) (r a b : K).

(** [m] rows, [N] columns. *)
Variables m N : nat.

(** S and T are all indices, each once. *)
Definition parts (S T : list nat) : Prop := Permutation (S ++ T) (below N).

Definition image A x (i : nat) : K := over (below N) (fun j => A i j * x j).

(** |x|_2 <= r and |x|_1 for vectors with N entries, |u|_2 <= r for those with m. *)
Definition columns_at_most x r : Prop := norm_at_most (below N) x r.
Definition rows_at_most u r : Prop := norm_at_most (below m) u r.
Definition size x : K := norm1 (below N) x.

(** F(z) <= f for F(z) = lambda |z|_1 + |Az - y|_2 *)
Definition value_at_most A y (lambda : K) z (f : K) : Prop :=
  rows_at_most (fun i => image A z i - y i) (f - lambda * size z).

(** The l2-robust null space property of order s; [root] is sqrt s. *)
Definition null_space_property A (s : nat) (root rho gamma : K) : Prop :=
  forall x S T r, parts S T -> (length S <= s)%nat -> rows_at_most (image A x) r ->
  norm_at_most S x (rho / root * norm1 T x + gamma * r).

Definition big_C (rho : K) : K := (1 + rho) * (1 + rho) / (1 - rho).
Definition big_D (rho gamma : K) : K := ($3 + rho) * gamma / (1 - rho).

(** ** Sums over the two parts *)

Lemma parts_over S T (f : nat -> K) : parts S T -> over (below N) f == over S f + over T f.
Proof. intros P. rewrite <- over_app. symmetry. apply over_permutation, P. Qed.

Lemma image_minus A z x i : image A (fun j => z j - x j) i == image A z i - image A x i.
Proof. unfold image. rewrite <- over_minus. apply over_same. intros. ring. Qed.

Lemma image_scale A c x i : image A (fun j => c * x j) i == c * image A x i.
Proof. unfold image. rewrite <- over_scale. apply over_same. intros. ring. Qed.

Lemma norm1_triangle S x y : norm1 S (fun j => x j - y j) <= norm1 S x + norm1 S y /\
  norm1 S x <= norm1 S (fun j => x j - y j) + norm1 S y.
Proof.
  unfold norm1. rewrite <- !over_plus. split; apply over_le; intros j _; pose proof (abs_spec (x j));
    pose proof (abs_spec (y j)); pose proof (abs_spec (x j - y j)); fra.
Qed.

(** |v_T|_1 <= |z|_1 - |x|_1 + |v_S|_1 + 2 |x_T|_1 for v = z - x *)
Lemma off_support S T x z : parts S T -> let v := fun j => z j - x j in
  norm1 T v <= size z - size x + norm1 S v + $2 * norm1 T x.
Proof.
  intros P v. unfold size, norm1 at 2 3. rewrite !(parts_over S T _ P).
  change (norm1 T v <= norm1 S z + norm1 T z - (norm1 S x + norm1 T x) + norm1 S v + $2 * norm1 T x).
  destruct (norm1_triangle T z x) as [L _]. destruct (norm1_triangle S x z) as [_ M].
  assert (E : norm1 S (fun j => x j - z j) == norm1 S v).
  { apply over_same. intros j _. unfold v. rewrite <- abs_opp.
    setoid_replace (- (x j - z j)) with (z j - x j) by ring. reflexivity. }
  rewrite E in M. fold v in L. fra.
Qed.

(** ** The s largest entries *)

Fixpoint insert x (j : nat) (L : list nat) : list nat :=
  match L with
  | [] => [j]
  | k :: rest => if lt_le_dec (fabs (x k)) (fabs (x j)) then j :: L else k :: insert x j rest
  end.

(** The indices in order, those of large entries first. *)
Fixpoint ranked x (L : list nat) : list nat := match L with [] => [] | j :: rest => insert x j (ranked x rest) end.

Definition largest (s : nat) x : list nat := firstn s (ranked x (below N)).
Definition others (s : nat) x : list nat := skipn s (ranked x (below N)).

(** sigma_s(x)_1: the sum of all but the s largest |x_j|. *)
Definition sigma (s : nat) x : K := norm1 (others s x) x.

Lemma insert_permutation x j L : Permutation (insert x j L) (j :: L).
Proof.
  induction L as [| k L IH]; simpl; [reflexivity |]. destruct (lt_le_dec _ _); [reflexivity |].
  rewrite IH. apply perm_swap.
Qed.

Lemma ranked_permutation x L : Permutation (ranked x L) L.
Proof. induction L as [| j L IH]; simpl; [reflexivity |]. rewrite insert_permutation, IH. reflexivity. Qed.

Lemma largest_others s x : parts (largest s x) (others s x).
Proof. unfold parts, largest, others. rewrite firstn_skipn. apply ranked_permutation. Qed.

Lemma largest_length s x : (length (largest s x) <= s)%nat.
Proof. apply firstn_le_length. Qed.

Definition descends x (j k : nat) : Prop := fabs (x k) <= fabs (x j).

Lemma insert_sorted x j L : StronglySorted (descends x) L -> StronglySorted (descends x) (insert x j L).
Proof.
  induction L as [| k L IH]; intros S; simpl; [repeat constructor |].
  apply StronglySorted_inv in S as [S F]. destruct (lt_le_dec (fabs (x k)) (fabs (x j))) as [G | G].
  - constructor; [constructor; assumption |]. constructor; [apply lt_le, G |].
    rewrite Forall_forall in *. intros l Hl. apply (le_trans _ (fabs (x k))); [apply F, Hl | apply lt_le, G].
  - constructor; [apply IH, S |]. rewrite Forall_forall in *. intros l Hl.
    apply (Permutation_in l (insert_permutation x j L)) in Hl. destruct Hl as [<- | Hl]; [exact G | apply F, Hl].
Qed.

Lemma ranked_sorted x L : StronglySorted (descends x) (ranked x L).
Proof. induction L; simpl; [constructor | apply insert_sorted; assumption]. Qed.

Lemma sorted_parts x n L : StronglySorted (descends x) L -> forall j k, In j (firstn n L) -> In k (skipn n L) ->
  fabs (x k) <= fabs (x j).
Proof.
  revert n. induction L as [| i L IH]; intros [| n] S j k Hj Hk; try contradiction.
  apply StronglySorted_inv in S as [S F]. destruct Hj as [<- | Hj]; [| apply (IH n S j k Hj Hk)].
  rewrite Forall_forall in F. apply F. rewrite <- (firstn_skipn n L). apply in_or_app. right. exact Hk.
Qed.

Lemma largest_larger s x j k : In j (largest s x) -> In k (others s x) -> fabs (x k) <= fabs (x j).
Proof. apply sorted_parts, ranked_sorted. Qed.

(** If any entries are left, then s have been taken. *)
Lemma others_left s x k : In k (others s x) -> length (largest s x) = s.
Proof.
  unfold others, largest. intros H. apply firstn_length_le. destruct (Nat.le_gt_cases s (length (ranked x (below N))));
    [assumption |]. rewrite skipn_all2 in H by lia. destruct H.
Qed.

(** Among sums of at most s entries f_j >= 0 the sum over the largest is the largest: f is at least some M >= 0 on
    them, and at most M on the others. *)
Lemma largest_sum s x S T (f : nat -> K) (M : K) : parts S T -> (length S <= s)%nat -> 0 <= M ->
  length (largest s x) = s -> (forall j, In j (largest s x) -> M <= f j) -> (forall j, In j (others s x) -> f j <= M) ->
  over S f <= over (largest s x) f.
Proof.
  intros P L M0 Len High Low. set (h j := f j - M). set (g j := if lt_le_dec 0 (h j) then h j else 0 : K).
  assert (G : forall j, 0 <= g j /\ h j <= g j) by (intros j; unfold g; destruct (lt_le_dec 0 (h j)); fra).
  assert (S1 : over S h <= over S g) by (apply over_le; intros; apply G).
  assert (T1 : 0 <= over T g) by (apply over_nonneg; intros; apply G).
  assert (Lg : over (largest s x) g == over (largest s x) h).
  { apply over_same. intros j Hj. pose proof (High j Hj). unfold g. destruct (lt_le_dec 0 (h j)); [reflexivity |].
    unfold h in *. fra. }
  assert (Og : over (others s x) g == 0).
  { apply over_zero. intros j Hj. pose proof (Low j Hj). unfold g. destruct (lt_le_dec 0 (h j)); [| reflexivity].
    unfold h in *. fra. }
  pose proof (parts_over S T g P) as E1. pose proof (parts_over _ _ g (largest_others s x)) as E2.
  assert (Sum : forall J, over J h == over J f - number (length J) * M)
    by (intros J; unfold h; rewrite over_minus, over_constant; reflexivity).
  rewrite Sum in S1. rewrite Sum, Len in Lg.
  assert (0 <= (number s - number (length S)) * M).
  { apply mult_nonneg; [pose proof (number_le (K := K) _ _ L); fra | exact M0]. }
  fra.
Qed.

(** Such an M, if any entries are left. *)
Lemma largest_other s x k rest : others s x = k :: rest ->
  length (largest s x) = s /\ (forall j, In j (largest s x) -> fabs (x k) <= fabs (x j)) /\
  forall i, In i (others s x) -> fabs (x i) <= fabs (x k).
Proof.
  intros E. assert (Hk : In k (others s x)) by (rewrite E; left; reflexivity).
  split; [apply (others_left s x k Hk) |]. split; [intros j Hj; apply (largest_larger s x j k Hj Hk) |].
  pose proof (ranked_sorted x (below N)) as Sr. rewrite <- (firstn_skipn s (ranked x (below N))) in Sr.
  fold (others s x) in Sr. rewrite E in Sr |- *. clear - Sr. intros i [<- | Hi]; [apply le_refl |].
  induction (firstn s (ranked x (below N))) as [| l F IH]; [| apply StronglySorted_inv in Sr as [Sr _]; auto].
  apply StronglySorted_inv in Sr as [_ Fa]. rewrite Forall_forall in Fa. apply (Fa i Hi).
Qed.

(** sigma_s(x)_1 is the least |x_T|_1. *)
Lemma sigma_least s x S T : parts S T -> (length S <= s)%nat -> sigma s x <= norm1 T x.
Proof.
  intros P L. unfold sigma. destruct (others s x) as [| k rest] eqn:E; [apply norm1_nonneg |].
  destruct (largest_other s x k rest E) as (Len & High & Low). rewrite <- E.
  pose proof (largest_sum s x S T (fun j => fabs (x j)) _ P L (abs_nonneg (x k)) Len High Low) as H.
  assert (Both : norm1 S x + norm1 T x == norm1 (largest s x) x + norm1 (others s x) x).
  { unfold norm1. rewrite <- !parts_over by (assumption || apply largest_others). reflexivity. }
  unfold norm1 in *. fra.
Qed.

(** ** Theorem 4.25 of Foucart and Rauhut *)

Section Property.
Variables (A : nat -> nat -> K) (s : nat) (root rho gamma : K).
Hypothesis root_positive : 0 < root.
Hypothesis root_square : root * root == number s.
Hypothesis rho_range : 0 < rho < 1.
Hypothesis gamma_positive : 0 < gamma.
Hypothesis property : null_space_property A s root rho gamma.

Let q := / root.
Let i := / (1 - rho).

Lemma q_root : q * root == 1 /\ 0 < q.
Proof. split; [apply (finv_left K); fra | apply inverse_positive, root_positive]. Qed.

Lemma i_rho : i * (1 - rho) == 1 /\ 0 < i.
Proof. split; [apply (finv_left K); fra | apply inverse_positive; fra]. Qed.

(** |v_S|_1 <= rho |v_T|_1 + gamma sqrt s |Av|_2 *)
Lemma property_1 v S T r : parts S T -> (length S <= s)%nat -> rows_at_most (image A v) r ->
  norm1 S v <= rho * norm1 T v + gamma * root * r.
Proof.
  intros P L R. pose proof (property v S T r P L R) as B.
  assert (Few : number (length S) <= root * root) by (rewrite root_square; apply number_le, L).
  apply (norm1_cauchy S v root _ (lt_le _ _ root_positive) Few) in B.
  assert (E : root * (rho / root * norm1 T v + gamma * r) ==
    (q * root) * (rho * norm1 T v) + gamma * root * r) by (unfold fdiv, q; ring).
  rewrite E, (proj1 q_root) in B. fra.
Qed.

(** (1 - rho) |z - x|_1 <= (1 + rho) (|z|_1 - |x|_1 + 2 |x_T|_1) + 2 gamma sqrt s |A(z - x)|_2 *)
Lemma recovery_1 x z S T r : parts S T -> (length S <= s)%nat -> let v := fun j => z j - x j in
  rows_at_most (image A v) r ->
  (1 - rho) * size v <= (1 + rho) * (size z - size x + $2 * norm1 T x) + $2 * gamma * root * r.
Proof.
  intros P L v R. pose proof (property_1 v S T r P L R) as B. pose proof (off_support S T x z P) as O.
  cbv zeta in O. assert (E : size v == norm1 S v + norm1 T v) by apply (parts_over S T _ P). rewrite E. fold v in O.
  set (g := size z - size x + $2 * norm1 T x) in *.
  assert (O' : norm1 T v <= g + norm1 S v) by (unfold g; fra). clearbody g.
  pose proof (norm1_nonneg T v). set (a := norm1 T v) in *. set (b := norm1 S v) in *. clearbody a b.
  assert (0 <= (1 - rho) * (rho * a + gamma * root * r - b)) by (apply mult_nonneg; fra).
  assert (0 <= (1 + rho) * (g + (rho * a + gamma * root * r) - a)) by (apply mult_nonneg; fra). fra.
Qed.

(** |v_T|_2 <= |v|_1/sqrt s, T the others than the s largest. *)
Lemma tail v : norm_at_most (others s v) v (q * size v).
Proof.
  destruct q_root as [Q Q0]. assert (Z : 0 <= size v) by apply norm1_nonneg.
  split; [apply mult_nonneg; fra |]. set (T := others s v). set (S := largest s v).
  assert (H : number s * dot T v v <= norm1 S v * norm1 T v).
  { unfold dot, norm1 at 2. rewrite <- !over_scale. apply over_le. intros k Hk.
    assert (M : number s * fabs (v k) <= norm1 S v).
    { rewrite <- (others_left s v k Hk) at 1. fold S. rewrite <- over_constant. apply over_le. intros j Hj.
      apply (largest_larger s v j k Hj Hk). }
    assert (0 <= (norm1 S v - number s * fabs (v k)) * fabs (v k)) by (apply mult_nonneg; [fra | apply abs_nonneg]).
    assert (E : v k * v k == fabs (v k) * fabs (v k))
      by (destruct (abs_spec (v k)) as [[_ E] | [_ E]]; rewrite E; ring).
    rewrite E. fra. }
  pose proof (norm1_nonneg S v). pose proof (norm1_nonneg T v).
  assert (B : size v == norm1 S v + norm1 T v) by (apply (parts_over S T), largest_others).
  assert (H' : number s * dot T v v <= size v * size v).
  { assert (0 <= norm1 S v * norm1 T v) by (apply mult_nonneg; assumption).
    pose proof (square_nonneg (norm1 S v)). pose proof (square_nonneg (norm1 T v)). rewrite B. fra. }
  rewrite <- root_square in H'.
  assert (0 <= q * q * (size v * size v - root * root * dot T v v)) by (apply mult_nonneg; [apply square_nonneg | fra]).
  assert (E : q * q * (size v * size v - root * root * dot T v v) ==
    q * size v * (q * size v) - (q * root) * (q * root) * dot T v v) by ring.
  rewrite E, Q in H2. fra.
Qed.

(** |v|_2 <= (1 + rho)/sqrt s |v|_1 + gamma |Av|_2 *)
Lemma from_1_to_2 v r : rows_at_most (image A v) r ->
  columns_at_most v ((1 + rho) * (q * size v) + gamma * r).
Proof.
  intros R. destruct q_root as [Q Q0]. set (S := largest s v). set (T := others s v).
  assert (P : parts S T) by apply largest_others.
  pose proof (tail v) as [B0 B]. pose proof (property v S T r P (largest_length s v) R) as [H0 H].
  assert (Le : norm1 T v <= size v).
  { assert (E : size v == norm1 S v + norm1 T v) by (apply (parts_over S T), P). pose proof (norm1_nonneg S v). fra. }
  set (a := rho / root * norm1 T v + gamma * r) in *. set (b := q * size v) in *. fold T in B.
  assert (D : dot (below N) v v == dot S v v + dot T v v) by apply (parts_over S T _ P).
  assert (N1 : columns_at_most v (a + b)).
  { split; [fra |]. rewrite D. assert (0 <= a * b) by (apply mult_nonneg; assumption). fra. }
  apply (norm_le _ v (a + b)); [| exact N1].
  assert (0 <= rho * q * (size v - norm1 T v)) by (repeat apply mult_nonneg; fra).
  unfold a, b, fdiv. fold q. fra.
Qed.

Theorem E0_recovery x z S T r : parts S T -> (length S <= s)%nat ->
  rows_at_most (image A (fun j => z j - x j)) r ->
  columns_at_most (fun j => z j - x j)
    (big_C rho / root * (size z - size x + $2 * norm1 T x) + big_D rho gamma * r).
Proof.
  intros P L R. pose proof (from_1_to_2 _ r R) as H. pose proof (recovery_1 x z S T r P L R) as G. cbv zeta in G.
  refine (norm_le _ _ _ _ _ H). destruct q_root as [Q Q0]. destruct i_rho as [I I0].
  set (g := size z - size x + $2 * norm1 T x) in *. set (l := size (fun j => z j - x j)) in *. clearbody g l.
  assert (X : 0 <= i * ((1 + rho) * g + $2 * gamma * root * r - (1 - rho) * l)) by (apply mult_nonneg; fra).
  assert (E : i * ((1 + rho) * g + $2 * gamma * root * r - (1 - rho) * l) ==
    i * (1 + rho) * g + $2 * i * gamma * root * r - (i * (1 - rho)) * l) by ring.
  rewrite E, I in X.
  assert (Y : 0 <= (1 + rho) * q * (i * (1 + rho) * g + $2 * i * gamma * root * r - 1 * l))
    by (repeat apply mult_nonneg; fra).
  assert (F : (1 + rho) * q * (i * (1 + rho) * g + $2 * i * gamma * root * r - 1 * l) ==
    (1 + rho) * (1 + rho) * i * q * g + $2 * (1 + rho) * i * gamma * r * (q * root) - (1 + rho) * (q * l)) by ring.
  rewrite F, Q in Y. unfold big_C, big_D, fdiv. fold q i.
  assert (Z : ($3 + rho) * gamma * i * r == $2 * (1 + rho) * i * gamma * r + gamma * r * (i * (1 - rho))) by ring.
  rewrite I in Z. fra.
Qed.

(** ** Sharpness *)

Variables (lambda width : K) (y : nat -> K).
Hypothesis lambda_positive : 0 < lambda.
(** lambda <= C/(D sqrt s), and [width] is C^ = C/(lambda sqrt s) or above it. *)
Hypothesis lambda_small : lambda * big_D rho gamma * root <= big_C rho.
Hypothesis width_large : big_C rho <= width * lambda * root.

(** |z - x|_2 <= C^ (F(z) - F(x) + G(x, y)): f is F(z) or above it, b is |Ax - y|_2 or above it. *)
Theorem E0_sharpness x z f b S T : parts S T -> (length S <= s)%nat ->
  value_at_most A y lambda z f -> rows_at_most (fun i => image A x i - y i) b ->
  columns_at_most (fun j => z j - x j)
    (width * (f - (lambda * size x + b) + ($2 * lambda * norm1 T x + $2 * b))).
Proof.
  intros P L V B. destruct q_root as [Q Q0]. destruct i_rho as [I I0].
  set (a := f - lambda * size z) in *.
  assert (R : rows_at_most (image A (fun j => z j - x j)) (a + b)).
  { apply (norm_same _ (fun i => (image A z i - y i) - (image A x i - y i))).
    - intros k _. rewrite image_minus. ring.
    - apply norm_minus; assumption. }
  pose proof (E0_recovery x z S T _ P L R) as H. pose proof (off_support S T x z P) as O. cbv zeta in O.
  set (g := size z - size x + $2 * norm1 T x) in *. refine (norm_le _ _ _ _ _ H).
  (* with X the bound of E0_recovery and t = F(z) - F(x) + G: 0 <= lambda X <= (C/sqrt s) t <= lambda C^ t *)
  set (t := lambda * g + a + b). assert (Goal_t : f - (lambda * size x + b) + ($2 * lambda * norm1 T x + $2 * b) == t)
    by (unfold t, g, a; ring).
  rewrite Goal_t. set (C := big_C rho) in *. set (D := big_D rho gamma) in *. unfold fdiv. fold q.
  assert (Cq : 0 < C * q) by (unfold C, big_C, fdiv; fold i; repeat apply mult_positive; fra).
  assert (Dq : lambda * D <= C * q).
  { assert (X : 0 <= (C - lambda * D * root) * q) by (apply mult_nonneg; fra).
    assert (E : (C - lambda * D * root) * q == C * q - lambda * D * (q * root)) by ring. rewrite E, Q in X. fra. }
  assert (Wq : C * q <= width * lambda).
  { assert (X : 0 <= (width * lambda * root - C) * q) by (apply mult_nonneg; fra).
    assert (E : (width * lambda * root - C) * q == width * lambda * (q * root) - C * q) by ring.
    rewrite E, Q in X. fra. }
  destruct V as [Va _], B as [Bb _]. fold a in Va. destruct H as [H _]. unfold fdiv in H. fold q in H.
  assert (L1 : lambda * (C * q * g + D * (a + b)) <= C * q * t).
  { assert (0 <= (C * q - lambda * D) * (a + b)) by (apply mult_nonneg; fra). unfold t. fra. }
  assert (T0 : 0 <= t).
  { apply le_not_lt. intros Neg. assert (0 < C * q * - t) by (apply mult_positive; fra).
    assert (0 <= lambda * (C * q * g + D * (a + b))) by (apply mult_nonneg; fra). fra. }
  assert (0 <= (width * lambda - C * q) * t) by (apply mult_nonneg; fra).
  apply (mult_le_cancel _ _ lambda lambda_positive). fra.
Qed.

(** The same with the s largest entries of x. *)
Corollary E0_best_terms x z f b : value_at_most A y lambda z f -> rows_at_most (fun i => image A x i - y i) b ->
  columns_at_most (fun j => z j - x j) (width * (f - (lambda * size x + b) + ($2 * lambda * sigma s x + $2 * b))).
Proof. apply (E0_sharpness x z f b _ _ (largest_others s x) (largest_length s x)). Qed.

(** What an output is worth: with a dual vector u, |u|_2 <= 1 and |<A_j, u>| <= lambda for all columns, the distance of
    z from every s-sparse x with |Ax - y|_2 <= eta is bounded by what is known. *)
Theorem E0_output x z f u eta S T : parts S T -> (length S <= s)%nat -> (forall j, In j T -> x j == 0) ->
  rows_at_most (fun i => image A x i - y i) eta ->
  value_at_most A y lambda z f -> rows_at_most u 1 ->
  (forall j, (j < N)%nat -> fabs (over (below m) (fun i => A i j * u i)) <= lambda) ->
  columns_at_most (fun j => z j - x j) (width * (f - dot (below m) u y + $2 * eta)).
Proof.
  intros P L Z B V U D. pose proof (E0_sharpness x z f eta S T P L V B) as H.
  refine (norm_le _ _ _ _ _ H).
  assert (Z1 : norm1 T x == 0).
  { apply over_zero. intros j Hj. rewrite (Z j Hj). pose proof (abs_spec (0 : K)). fra. }
  assert (W : 0 < width).
  { apply lt_not_le. intros X. assert (0 < big_C rho) by
      (unfold big_C, fdiv; fold (i); destruct i_rho; repeat apply mult_positive; fra).
    assert (0 <= - width * (lambda * root)) by (repeat apply mult_nonneg; fra). fra. }
  assert (F : dot (below m) u y <= lambda * size x + eta).
  { assert (E : dot (below m) u y == dot (below m) (image A x) u + dot (below m) (fun k => - u k)
      (fun k => image A x k - y k)).
    { unfold dot. rewrite <- over_plus. apply over_same. intros. ring. }
    pose proof (cauchy _ _ _ _ _ (norm_opposite _ _ _ U) B) as R.
    assert (L1 : dot (below m) (image A x) u <= lambda * size x).
    { unfold image. rewrite dot_transpose. unfold dot, size, norm1. rewrite <- over_scale. apply over_le.
      intros j Hj. apply in_below in Hj. specialize (D j Hj). set (c := over (below m) (fun k => A k j * u k)) in *.
      apply (le_trans _ (fabs (x j * c))); [apply le_abs |]. rewrite abs_mult.
      assert (0 <= (lambda - fabs c) * fabs (x j)) by (apply mult_nonneg; [fra | apply abs_nonneg]). fra. }
    rewrite E. fra. }
  assert (0 <= width * (lambda * size x + eta - dot (below m) u y)) by (apply mult_nonneg; fra). rewrite Z1. fra.
Qed.
End Property.
End Recovery.
