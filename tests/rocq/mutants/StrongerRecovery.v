(** * Mutants of E0 that hold: rho may be 0, nothing is asked of gamma, and the constants 2 can be larger

    The proofs are those of E0, word for word. *)

From Coq Require Import ZArith QArith Lia PeanoNat List Setoid Morphisms Permutation Sorted.
From Barriers Require Import OrderedFields LinearSystems Lengths Recovery.
From Mutants Require Import Verdicts.
Import ListNotations.
Open Scope field_scope.

Section Recovery.
Context {K : ordered_field}.
Add Field K_f : (K_field K) (morphism (of_Q_morph K), constants [f_cst], setoid (K_setoid K) (K_ext K)).
Implicit Types (A : nat -> nat -> K) (x y z u v w : nat -> K) (r a b : K).
Variables m N : nat.
Local Notation parts := (Recovery.parts N).
Local Notation image := (Recovery.image N).
Local Notation size := (Recovery.size N).
Local Notation rows_at_most := (Recovery.rows_at_most m).
Local Notation columns_at_most := (Recovery.columns_at_most N).
Local Notation value_at_most := (Recovery.value_at_most m N).
Local Notation null_space_property := (Recovery.null_space_property m N).
Local Notation largest := (Recovery.largest N).
Local Notation others := (Recovery.others N).
Local Notation sigma := (Recovery.sigma N).
Local Notation parts_over := (Recovery.parts_over N).
Local Notation off_support := (Recovery.off_support N).
Local Notation image_minus := (Recovery.image_minus N).
Local Notation largest_others := (Recovery.largest_others N).
Local Notation largest_length := (Recovery.largest_length N).

Section Property.
Variables (A : nat -> nat -> K) (s : nat) (root rho gamma : K).
Hypothesis root_positive : 0 < root.
Hypothesis root_square : root * root == number s.
(** rho may be 0. *)
Hypothesis rho_range : 0 <= rho < 1.
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

(** |v|_2 <= (1 + rho)/sqrt s |v|_1 + gamma |Av|_2 *)
Lemma from_1_to_2 v r : rows_at_most (image A v) r ->
  columns_at_most v ((1 + rho) * (q * size v) + gamma * r).
Proof.
  intros R. destruct q_root as [Q Q0]. set (S := largest s v). set (T := others s v).
  assert (P : parts S T) by apply largest_others.
  assert (some : (0 : K) < $(1 # 2) < (1 : K)) by (split; fra). assert (more : (0 : K) < 1) by fra.
  pose proof (Recovery.tail N s root _ 1 root_positive root_square some more v) as [B0 B]. fold q in B0, B.
  pose proof (property v S T r P (largest_length s v) R) as [H0 H].
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

End Property.

(** C > 0, so that C <= C^ lambda sqrt s says that lambda and s are not 0. *)
Lemma both_positive (root rho lambda width : K) : 0 <= root -> 0 <= rho < 1 -> 0 <= lambda ->
  big_C rho <= width * lambda * root -> 0 < root /\ 0 < lambda /\ 0 < width.
Proof.
  intros R P L W. assert (I : 0 < / (1 - rho)) by (apply inverse_positive; fra).
  assert (C : 0 < big_C rho) by (unfold big_C, fdiv; repeat apply mult_positive; fra).
  assert (R' : 0 < root).
  { apply lt_not_le. intros X. assert (Z : root == 0) by fra. rewrite Z in W. fra. }
  assert (L' : 0 < lambda).
  { apply lt_not_le. intros X. assert (Z : lambda == 0) by fra. rewrite Z in W. fra. }
  split; [exact R' |]. split; [exact L' |]. apply lt_not_le. intros X.
  assert (0 <= - width * (lambda * root)) by (apply mult_nonneg; [fra | apply mult_nonneg; fra]). fra.
Qed.

(** The constants 2 can be larger. *)
Theorem recovery A s root rho gamma c : 0 < root -> root * root == number s -> 0 <= rho < 1 ->
  null_space_property A s root rho gamma -> forall x z S T r, parts S T -> (length S <= s)%nat ->
  rows_at_most (image A (fun j => z j - x j)) r -> $2 <= c ->
  columns_at_most (fun j => z j - x j) (big_C rho / root * (size z - size x + c * norm1 T x) + big_D rho gamma * r).
Proof.
  intros R Rs P H x z S T r Pa L V C. pose proof (E0_recovery A s root rho gamma R Rs P H x z S T r Pa L V) as B.
  refine (norm_le _ _ _ _ _ B). pose proof (inverse_positive _ R). pose proof (norm1_nonneg T x).
  assert (I : 0 < / (1 - rho)) by (apply inverse_positive; fra).
  assert (0 <= (1 + rho) * (1 + rho) * / (1 - rho) * / root * ((c - $2) * norm1 T x))
    by (repeat apply mult_nonneg; fra).
  unfold big_C, fdiv. fra.
Qed.

Theorem sharpness A s root rho gamma c c' : 0 <= root -> root * root == number s -> 0 <= rho < 1 ->
  null_space_property A s root rho gamma -> forall lambda width y, 0 <= lambda ->
  lambda * big_D rho gamma * root <= big_C rho -> big_C rho <= width * lambda * root -> forall x z f b S T,
  parts S T -> (length S <= s)%nat -> value_at_most A y lambda z f -> rows_at_most (fun i => image A x i - y i) b ->
  $2 <= c -> $2 <= c' ->
  columns_at_most (fun j => z j - x j) (width * (f - (lambda * size x + b) + (c * lambda * norm1 T x + c' * b))).
Proof.
  intros R Rs P H lambda width y L Ls W x z f b S T Pa Le V B C C'.
  destruct (both_positive root rho lambda width R P L W) as (R0 & L0 & W0).
  pose proof (E0_sharpness A s root rho gamma R0 Rs P H lambda width y L0 Ls W x z f b S T Pa Le V B) as X.
  refine (norm_le _ _ _ _ _ X). destruct B as [B _]. pose proof (norm1_nonneg T x).
  assert (0 <= width * ((c - $2) * (lambda * norm1 T x))) by (repeat apply mult_nonneg; fra).
  assert (0 <= width * ((c' - $2) * b)) by (repeat apply mult_nonneg; fra). fra.
Qed.

Theorem best_terms A s root rho gamma c c' : 0 <= root -> root * root == number s -> 0 <= rho < 1 ->
  null_space_property A s root rho gamma -> forall lambda width y, 0 <= lambda ->
  lambda * big_D rho gamma * root <= big_C rho -> big_C rho <= width * lambda * root -> forall x z f b,
  value_at_most A y lambda z f -> rows_at_most (fun i => image A x i - y i) b -> $2 <= c -> $2 <= c' ->
  columns_at_most (fun j => z j - x j) (width * (f - (lambda * size x + b) + (c * lambda * sigma s x + c' * b))).
Proof.
  intros R Rs P H lambda width y L Ls W x z f b.
  apply (sharpness A s root rho gamma c c' R Rs P H lambda width y L Ls W x z f b _ _ (largest_others s x)
    (largest_length s x)).
Qed.

(** The dual vector can be shorter than 1. *)
Theorem output A s root rho gamma (a c : K) : 0 <= root -> root * root == number s -> 0 <= rho < 1 ->
  null_space_property A s root rho gamma -> forall lambda width y, 0 <= lambda ->
  lambda * big_D rho gamma * root <= big_C rho -> big_C rho <= width * lambda * root -> forall x z f u eta S T,
  parts S T -> (length S <= s)%nat -> (forall j, In j T -> x j == 0) ->
  rows_at_most (fun i => image A x i - y i) eta -> value_at_most A y lambda z f -> rows_at_most u a ->
  (forall j, (j < N)%nat -> fabs (over (below m) (fun i => A i j * u i)) <= lambda) -> a <= 1 -> $2 <= c ->
  columns_at_most (fun j => z j - x j) (width * (f - dot (below m) u y + c * eta)).
Proof.
  intros R Rs P H lambda width y L Ls W x z f u eta S T Pa Le Z B V U D A1 C.
  destruct (both_positive root rho lambda width R P L W) as (R0 & L0 & W0).
  pose proof (sharpness A s root rho gamma ($2) ($2) R Rs P H lambda width y L Ls W x z f eta S T Pa Le V B
    ltac:(fra) ltac:(fra)) as X.
  refine (norm_le _ _ _ _ _ X).
  assert (Z1 : norm1 T x == 0).
  { apply over_zero. intros j Hj. rewrite (Z j Hj). pose proof (abs_spec (0 : K)). fra. }
  assert (F : dot (below m) u y <= lambda * size x + eta).
  { assert (E : dot (below m) u y == dot (below m) (image A x) u + dot (below m) (fun k => - u k)
      (fun k => image A x k - y k)).
    { unfold dot. rewrite <- over_plus. apply over_same. intros. ring. }
    pose proof (cauchy _ _ _ _ _ (norm_le _ _ _ _ A1 (norm_opposite _ _ _ U)) B) as R'.
    assert (L1 : dot (below m) (image A x) u <= lambda * size x).
    { unfold Recovery.image. rewrite dot_transpose. unfold dot, Recovery.size, norm1. rewrite <- over_scale.
      apply over_le.
      intros j Hj. apply in_below in Hj. specialize (D j Hj). set (d := over (below m) (fun k => A k j * u k)) in *.
      apply (le_trans _ (fabs (x j * d))); [apply le_abs |]. rewrite abs_mult.
      assert (0 <= (lambda - fabs d) * fabs (x j)) by (apply mult_nonneg; [fra | apply abs_nonneg]). fra. }
    rewrite E. fra. }
  destruct B as [B _].
  assert (0 <= width * (lambda * size x + eta - dot (below m) u y)) by (apply mult_nonneg; fra).
  assert (0 <= width * ((c - $2) * eta)) by (repeat apply mult_nonneg; fra). rewrite Z1. fra.
Qed.
End Recovery.

(** What is assumed is among the hypotheses, or follows by linear arithmetic. *)
Ltac from_hypotheses := first [eassumption | split; fra | fra].
Ltac prove_Recovery_E0_recovery := intros; eapply recovery; from_hypotheses.
Ltac with_property lemma :=
  intros;
  lazymatch goal with
  | P : null_space_property ?m ?N ?A ?s ?root ?rho ?gamma, V : value_at_most _ _ _ ?y ?lambda _ _ |- _ =>
      eapply (lemma _ m N A s root rho gamma _ _) with (lambda := lambda) (y := y); from_hypotheses
  end.
Ltac prove_Recovery_E0_sharpness := with_property (@sharpness).
Ltac prove_Recovery_E0_best_terms := with_property (@best_terms).
Ltac prove_Recovery_E0_output := with_property (@output).
