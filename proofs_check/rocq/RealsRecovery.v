(** * E in the words of the real numbers of the standard library

    Norms are [sqrt], [Rabs] and sums over lists of indices ([over]); [below n] lists 0, ..., n - 1.  The theorems are
    those for every ordered field, at R, where every bound of a length can be the length itself. *)

From Coq Require Import ZArith QArith Qreals Rbase Rbasic_fun Rfunctions R_sqrt Lra Lia PeanoNat List Permutation.
From Barriers Require Import OrderedFields Archimedean RealField RealsOptimisation.
From Barriers Require Import LinearSystems Lengths Recovery RecoveryBlocks RecoveryRestarts Isometries Hadamard.
Import ListNotations.
Open Scope R_scope.

Lemma three_real : @of_Q R_field 3 = 3. Proof. rewrite of_Q_real. unfold Q2R. simpl. lra. Qed.
Lemma half_real : @of_Q R_field (1 # 2) = 1 / 2. Proof. rewrite of_Q_real. unfold Q2R. simpl. lra. Qed.
Lemma quarter_real : @of_Q R_field (1 # 4) = 1 / 4. Proof. rewrite of_Q_real. unfold Q2R. simpl. lra. Qed.

Lemma number_real n : @number R_field n = INR n.
Proof. unfold number. rewrite of_Z_real. symmetry. apply INR_IZR_INZ. Qed.

(** ** Lengths and the null space property *)

(** |x_S|_2 and |x_S|_1 *)
Definition norm_2 (S : list nat) (x : nat -> R) : R := sqrt (over S (fun i => x i * x i)).
Definition norm_1 (S : list nat) (x : nat -> R) : R := over S (fun j => Rabs (x j)).

Lemma dot_pos S (x : nat -> R) : 0 <= over S (fun i => x i * x i).
Proof. exact (@dot_nonneg R_field S x). Qed.

Lemma norm_real S (x : nat -> R) r : @norm_at_most R_field S x r <-> norm_2 S x <= r.
Proof. apply root_at_most, dot_pos. Qed.

Lemma norm_1_real S (x : nat -> R) : @norm1 R_field S x = norm_1 S x.
Proof. apply (@over_same R_field). intros j _. apply abs_real. Qed.

Section Recovery.
(** [m] rows, [N] columns. *)
Variables (m N : nat) (A : nat -> nat -> R).

Definition real_image (x : nat -> R) (i : nat) : R := over (below N) (fun j => A i j * x j).

(** |x_S|_2 <= (rho/sqrt s) |x_T|_1 + gamma |Ax|_2 for all S of at most s indices, T the others. *)
Definition real_null_space_property (s : nat) (rho gamma : R) : Prop :=
  forall x S T, Permutation (S ++ T) (below N) -> (length S <= s)%nat ->
  norm_2 S x <= rho / sqrt (INR s) * norm_1 T x + gamma * norm_2 (below m) (real_image x).

Lemma property_real s rho gamma : 0 <= gamma -> real_null_space_property s rho gamma <->
  @null_space_property R_field m N A s (sqrt (INR s)) rho gamma.
Proof.
  intros G. unfold real_null_space_property, null_space_property, parts, rows_at_most. split.
  - intros P x S T r Pa L H. apply norm_real in H. apply norm_real. specialize (P x S T Pa L). rewrite norm_1_real.
    change (@image R_field N A x) with (real_image x) in H. in_R.
    pose proof (Rmult_le_compat_l gamma _ _ G H). lra.
  - intros P x S T Pa L. specialize (P x S T (norm_2 (below m) (real_image x)) Pa L). rewrite norm_1_real in P.
    apply norm_real, P, norm_real, Rle_refl.
Qed.

Variables (s : nat) (rho gamma lambda width : R) (y : nat -> R).
Definition real_C (rho : R) : R := (1 + rho) * (1 + rho) / (1 - rho).
Definition real_D (rho gamma : R) : R := (3 + rho) * gamma / (1 - rho).

(** F(z) = lambda |z|_1 + |Az - y|_2 *)
Definition objective (z : nat -> R) : R :=
  lambda * norm_1 (below N) z + norm_2 (below m) (fun i => real_image z i - y i).

(** sigma_s(x)_1, the sum of all but the s largest |x_j|. *)
Definition real_sigma (s : nat) (x : nat -> R) : R := norm_1 (@others R_field N s x) x.

Hypothesis s_positive : (1 <= s)%nat.
Hypothesis rho_range : 0 < rho < 1.
Hypothesis gamma_positive : 0 < gamma.
Hypothesis property : real_null_space_property s rho gamma.
Hypothesis lambda_range : 0 < lambda <= real_C rho / (real_D rho gamma * sqrt (INR s)).
Hypothesis width_large : real_C rho / (lambda * sqrt (INR s)) <= width.

Let root := sqrt (INR s).

Lemma root_positive : 0 < root.
Proof. apply sqrt_lt_R0, lt_0_INR, s_positive. Qed.

Lemma root_square : root * root = @number R_field s.
Proof. unfold root. rewrite sqrt_sqrt by apply pos_INR. symmetry. apply number_real. Qed.

Lemma C_real : @big_C R_field rho = real_C rho.
Proof. reflexivity. Qed.

Lemma D_real : @big_D R_field rho gamma = real_D rho gamma.
Proof. unfold big_D, real_D. rewrite three_real. reflexivity. Qed.

Lemma D_positive : 0 < real_D rho gamma.
Proof. unfold real_D. apply Rmult_lt_0_compat; [apply Rmult_lt_0_compat; lra | apply Rinv_0_lt_compat; lra]. Qed.

Lemma lambda_real : lambda * @big_D R_field rho gamma * root <= @big_C R_field rho.
Proof.
  rewrite D_real, C_real. destruct lambda_range as [_ L]. pose proof root_positive. pose proof D_positive.
  assert (P : 0 < real_D rho gamma * root) by (apply Rmult_lt_0_compat; assumption).
  apply (Rmult_le_compat_r (real_D rho gamma * root)) in L; [| lra]. fold root in L. unfold Rdiv in L.
  rewrite Rmult_assoc, Rinv_l, Rmult_1_r in L by lra. lra.
Qed.

Lemma width_real : @big_C R_field rho <= width * lambda * root.
Proof.
  rewrite C_real. pose proof root_positive. assert (P : 0 < lambda * root) by (apply Rmult_lt_0_compat; tauto).
  pose proof (Rmult_le_compat_r (lambda * root) _ _ (Rlt_le _ _ P) width_large) as L. fold root in L. unfold Rdiv in L.
  rewrite Rmult_assoc, Rinv_l, Rmult_1_r in L by lra. lra.
Qed.

Lemma value_real z : @value_at_most R_field m N A y lambda z (objective z).
Proof.
  unfold value_at_most, rows_at_most. apply norm_real. unfold objective, size. rewrite norm_1_real. in_R.
  change (norm_2 (below m) (fun i => real_image z i - y i) <=
    lambda * norm_1 (below N) z + norm_2 (below m) (fun i => real_image z i - y i) - lambda * norm_1 (below N) z). lra.
Qed.

(** Theorem 4.25 of Foucart and Rauhut. *)
Theorem E0_recovery x z : norm_2 (below N) (fun j => z j - x j) <=
  real_C rho / sqrt (INR s) * (norm_1 (below N) z - norm_1 (below N) x + 2 * real_sigma s x) +
  real_D rho gamma * norm_2 (below m) (real_image (fun j => z j - x j)).
Proof.
  pose proof (proj1 (property_real s rho gamma (Rlt_le _ _ gamma_positive)) property) as P.
  pose proof (@Recovery.E0_recovery R_field m N A s root rho gamma root_positive root_square rho_range gamma_positive P x z
    (largest N s x) (others N s x) (norm_2 (below m) (real_image (fun j => z j - x j)))
    (largest_others N s x) (largest_length N s x) (proj2 (norm_real _ _ _) (Rle_refl _))) as H.
  apply norm_real in H. unfold size in H. rewrite !norm_1_real, two_real, D_real in H. exact H.
Qed.

Theorem E0_sharpness x z : norm_2 (below N) (fun j => z j - x j) <=
  width * (objective z - objective x + (2 * lambda * real_sigma s x + 2 *
    norm_2 (below m) (fun i => real_image x i - y i))).
Proof.
  pose proof (proj1 (property_real s rho gamma (Rlt_le _ _ gamma_positive)) property) as P.
  pose proof (@E0_best_terms R_field m N A s root rho gamma root_positive root_square rho_range gamma_positive P
    lambda width y (proj1 lambda_range) lambda_real width_real x z _
    (norm_2 (below m) (fun i => real_image x i - y i)) (value_real z) (proj2 (norm_real _ _ _) (Rle_refl _))) as H.
  apply norm_real in H. unfold size, sigma in H. rewrite !norm_1_real, two_real in H. exact H.
Qed.

(** What an output is worth. *)
Theorem E0_output x z u eta S T : Permutation (S ++ T) (below N) -> (length S <= s)%nat ->
  (forall j, In j T -> x j = 0) -> norm_2 (below m) (fun i => real_image x i - y i) <= eta ->
  norm_2 (below m) u <= 1 -> (forall j, (j < N)%nat -> Rabs (over (below m) (fun i => A i j * u i)) <= lambda) ->
  norm_2 (below N) (fun j => z j - x j) <= width * (objective z - over (below m) (fun i => u i * y i) + 2 * eta).
Proof.
  intros Pa L Z E U Du.
  pose proof (proj1 (property_real s rho gamma (Rlt_le _ _ gamma_positive)) property) as P.
  pose proof (@Recovery.E0_output R_field m N A s root rho gamma root_positive root_square rho_range gamma_positive P
    lambda width y (proj1 lambda_range) lambda_real width_real x z _ u eta S T Pa L Z
    (proj2 (norm_real _ _ _) E) (value_real z) (proj2 (norm_real _ _ _) U)
    (fun j Hj => eq_ind_r (fun a => a <= lambda) (Du j Hj) (abs_real _))) as H.
  apply norm_real in H. rewrite two_real in H. exact H.
Qed.
End Recovery.

(** ** Blocks of iterations *)

(** The proximal map of c |.|, and the projection onto the Euclidean unit ball of vectors with m entries. *)
Definition real_soft (c w : R) : R := w - Rmax (- c) (Rmin w c).
Definition real_project (m : nat) (w : nat -> R) (i : nat) : R := w i / Rmax 1 (norm_2 (below m) w).

Lemma soft_real c w : 0 <= c -> @soft_threshold R_field c w = real_soft c w.
Proof.
  intros C. unfold soft_threshold, real_soft, Rmax, Rmin. simpl. in_R.
  repeat (destruct Rlt_le_dec || destruct Rle_dec); lra.
Qed.

Lemma projection_real m (w u : nat -> R) : (forall i, (i < m)%nat -> u i = real_project m w i) ->
  @projection R_field m w u.
Proof.
  intros E. pose proof (@projection_formula R_field m w (norm_2 (below m) w) (sqrt_pos _) (sqrt_sqrt _ (dot_pos _ w)))
    as [B P].
  assert (F : forall i, In i (below m) -> (if @lt_le_dec R_field 1 (norm_2 (below m) w)
    then Rmult (Rinv (norm_2 (below m) w)) (w i) else w i) = u i).
  { intros i Hi. apply in_below in Hi. rewrite (E i Hi). unfold real_project. simpl.
    destruct (Rlt_le_dec 1 (norm_2 (below m) w)).
    - rewrite Rmax_right by lra. unfold Rdiv. ring.
    - rewrite Rmax_left by lra. field. }
  split; [apply (@norm_same R_field _ _ u 1 F B) |]. intros v V. eapply Rle_trans; [| exact (P v V)]. right.
  apply (@over_same R_field). intros i Hi. rewrite <- (F i Hi). reflexivity.
Qed.

Section Blocks.
Variables (m N p : nat) (A : nat -> nat -> R) (lambda tau1 tau2 : R) (y : nat -> R).
Let image := real_image N A.

(** z' = prox(z - tau_1 A^T u), u' = the projection of u + tau_2 (A(2 z' - z) - y) *)
Definition real_step (theta : R) (z u z' u' : nat -> R) : Prop :=
  (forall j, (j < N)%nat -> z' j = real_soft (tau1 * lambda) (z j - tau1 * over (below m) (fun i => A i j * u i))) /\
  (forall i, (i < m)%nat -> u' i =
     real_project m (fun i => u i + tau2 * (real_image N A (fun j => 2 * z' j - z j) i - theta * y i)) i).

(** Z is the result of p iterations on (theta y, theta z0): the mean of z^1, ..., z^p, divided by theta. *)
Definition real_block (theta : R) (z0 Z : nat -> R) : Prop :=
  exists z u : nat -> nat -> R, (forall j, (j < N)%nat -> z 0%nat j = theta * z0 j) /\
    (forall i, (i < m)%nat -> u 0%nat i = 0) /\
    (forall k, (k < p)%nat -> real_step theta (z k) (u k) (z (S k)) (u (S k))) /\
    forall j, (j < N)%nat -> Z j = over (below p) (fun k => z (S k) j) / INR p / theta.

(** The iterates, and the result of a block. *)
Fixpoint real_state (theta : R) (z0 : nat -> R) (k : nat) : (nat -> R) * (nat -> R) :=
  match k with
  | 0%nat => (fun j => theta * z0 j, fun _ => 0)
  | S k =>
      let (z, u) := real_state theta z0 k in
      let z' := fun j => real_soft (tau1 * lambda) (z j - tau1 * over (below m) (fun i => A i j * u i)) in
      (z', real_project m (fun i => u i + tau2 * (real_image N A (fun j => 2 * z' j - z j) i - theta * y i)))
  end.

Definition real_result (theta : R) (z0 : nat -> R) (j : nat) : R :=
  over (below p) (fun k => fst (real_state theta z0 (S k)) j) / INR p / theta.

Lemma real_block_exists theta z0 : real_block theta z0 (real_result theta z0).
Proof.
  exists (fun k => fst (real_state theta z0 k)), (fun k => snd (real_state theta z0 k)).
  split; [reflexivity |]. split; [reflexivity |]. split; [| reflexivity]. intros k _. cbn [real_state].
  destruct (real_state theta z0 k) as [z u]. split; reflexivity.
Qed.

Lemma block_real theta z0 Z : (1 <= p)%nat -> 0 <= tau1 * lambda -> 0 < theta -> real_block theta z0 Z ->
  @block R_field m N A lambda tau1 tau2 theta p y z0 Z.
Proof.
  intros p1 C T (z & u & Z0 & U0 & St & E). exists z, u. split; [exact Z0 |]. split; [split; [exact U0 |] |].
  - intros k Hk. destruct (St k Hk) as [Sz Su]. split.
    + intros j Hj. rewrite (Sz j Hj). symmetry. apply (soft_real _ _ C).
    + rewrite two_real. apply projection_real. intros i Hi. apply (Su i Hi).
  - intros j Hj. rewrite (E j Hj). unfold mean. rewrite number_real. in_R. field. split; [apply not_0_INR; lia | lra].
Qed.

Hypothesis lambda_nonneg : 0 <= lambda.
Hypothesis tau1_positive : 0 < tau1.
Hypothesis tau2_positive : 0 < tau2.
(** tau_1 tau_2 |A|^2 <= 1 *)
Hypothesis norm_small : forall x,
  tau1 * tau2 * (norm_2 (below m) (real_image N A x) * norm_2 (below m) (real_image N A x)) <=
  norm_2 (below N) x * norm_2 (below N) x.
Hypothesis p_positive : (1 <= p)%nat.

Lemma square_real S (x : nat -> R) : norm_2 S x * norm_2 S x = @dot R_field S x x.
Proof. apply sqrt_sqrt, dot_pos. Qed.

Lemma norm_small_real x :
  tau1 * tau2 * @dot R_field (below m) (@Recovery.image R_field N A x) (@Recovery.image R_field N A x) <=
  @dot R_field (below N) x x.
Proof. rewrite <- !square_real. apply norm_small. Qed.

(** E1, from z0 with theta; theta = 1 is the block itself. *)
Theorem E1_block theta (z0 Z x : nat -> R) : 0 < theta -> real_block theta z0 Z ->
  objective m N A lambda y Z - objective m N A lambda y x <=
  (theta * (norm_2 (below N) (fun j => x j - z0 j) * norm_2 (below N) (fun j => x j - z0 j)) / tau1 +
   1 / (theta * tau2)) / INR p.
Proof.
  intros T B. assert (C : 0 <= tau1 * lambda) by (apply Rmult_le_pos; lra).
  pose proof (@E1_scaled R_field m N A lambda tau1 tau2 theta p y z0 Z x _ lambda_nonneg tau1_positive tau2_positive
    norm_small_real T p_positive (block_real theta z0 Z p_positive C T B) (value_real m N A lambda y x)) as V.
  apply norm_real in V. unfold size in V. rewrite norm_1_real, number_real in V. rewrite square_real.
  unfold objective at 1. in_R. change (@Recovery.image R_field N A Z) with (real_image N A Z) in V. lra.
Qed.
End Blocks.

(** ** Restarts *)

Section Restarts.
Variables (m N s : nat) (A : nat -> nat -> R) (rho gamma lambda width : R) (y x : nat -> R).
Hypothesis s_positive : (1 <= s)%nat.
Hypothesis rho_range : 0 < rho < 1.
Hypothesis gamma_positive : 0 < gamma.
Hypothesis property : real_null_space_property m N A s rho gamma.
Hypothesis lambda_range : 0 < lambda <= real_C rho / (real_D rho gamma * sqrt (INR s)).
Hypothesis width_large : real_C rho / (lambda * sqrt (INR s)) <= width.

Variables (delta upsilon tau eps0 : R) (p : nat).
(** delta >= G(x, y) *)
Hypothesis delta_large :
  2 * lambda * real_sigma N s x + 2 * norm_2 (below m) (fun i => real_image N A x i - y i) <= delta.
Hypothesis upsilon_range : 0 < upsilon < 1.
Hypothesis tau_positive : 0 < tau.
(** tau |A| <= 1 *)
Hypothesis norm_small : forall z, tau * norm_2 (below m) (real_image N A z) <= norm_2 (below N) z.
Hypothesis p_large : 2 * width / (tau * upsilon) <= INR p.
Hypothesis eps0_large : norm_2 (below m) y <= eps0.
Hypothesis not_both_zero : 0 < eps0 + delta.

Fixpoint real_eps (k : nat) : R := match k with 0%nat => eps0 | S k => upsilon * (real_eps k + delta) end.

(** z_0 = 0, and n restarts, with theta_k = 1/(C^ (eps_{k-1} + delta)). *)
Definition real_restarts (z : nat -> nat -> R) (n : nat) : Prop :=
  (forall j, (j < N)%nat -> z 0%nat j = 0) /\ forall k, (k < n)%nat ->
  real_block m N p A lambda tau tau y (1 / (width * (real_eps k + delta))) (z k) (z (S k)).

(** There are such z: the network. *)
Fixpoint real_network (k : nat) : nat -> R :=
  match k with
  | 0%nat => fun _ => 0
  | S k => real_result m N p A lambda tau tau y (1 / (width * (real_eps k + delta))) (real_network k)
  end.

Theorem E2_network n : real_restarts real_network n.
Proof. split; [reflexivity |]. intros k _. apply real_block_exists. Qed.

Lemma real_width_positive : 0 < width.
Proof.
  pose proof (root_positive s s_positive) as Q. assert (C : 0 < real_C rho).
  { unfold real_C. apply Rmult_lt_0_compat; [apply Rmult_lt_0_compat; lra | apply Rinv_0_lt_compat; lra]. }
  assert (P : 0 < lambda * sqrt (INR s)) by (apply Rmult_lt_0_compat; tauto).
  apply Rlt_le_trans with (2 := width_large). apply Rmult_lt_0_compat; [exact C | apply Rinv_0_lt_compat, P].
Qed.

Lemma real_delta_nonneg : 0 <= delta.
Proof.
  pose proof (sqrt_pos (over (below m) (fun i => (real_image N A x i - y i) * (real_image N A x i - y i)))) as P.
  assert (S : 0 <= real_sigma N s x).
  { unfold real_sigma. rewrite <- norm_1_real. exact (@norm1_nonneg R_field _ x). }
  assert (0 <= 2 * lambda * real_sigma N s x) by (apply Rmult_le_pos; lra). unfold norm_2 in delta_large. lra.
Qed.

Lemma real_p_positive : (1 <= p)%nat.
Proof.
  destruct p; [exfalso | lia]. simpl in p_large. pose proof real_width_positive.
  assert (0 < 2 * width / (tau * upsilon)); [| lra].
  apply Rmult_lt_0_compat; [lra | apply Rinv_0_lt_compat, Rmult_lt_0_compat; tauto].
Qed.

Lemma eps_same k : @eps R_field delta upsilon eps0 k = real_eps k.
Proof. induction k as [| k IH]; simpl; [reflexivity | rewrite IH; reflexivity]. Qed.

Lemma real_eps_positive k : 0 < real_eps k + delta.
Proof.
  pose proof real_delta_nonneg. induction k as [| k IH]; simpl; [exact not_both_zero |].
  assert (0 < upsilon * (real_eps k + delta)) by (apply Rmult_lt_0_compat; tauto). lra.
Qed.

Lemma restarts_real z n : real_restarts z n -> @restarts R_field m N A lambda width delta upsilon tau eps0 p y z n.
Proof.
  intros [Z0 B]. split; [exact Z0 |]. intros k Hk. unfold theta. rewrite eps_same.
  apply block_real; [exact real_p_positive | | | apply (B k Hk)].
  - apply Rmult_le_pos; lra.
  - in_R. apply Rmult_lt_0_compat; [lra |]. apply Rinv_0_lt_compat, Rmult_lt_0_compat;
      [apply real_width_positive | apply real_eps_positive].
Qed.

Let norm_generic : forall z : nat -> R,
  tau * tau * @dot R_field (below m) (@Recovery.image R_field N A z) (@Recovery.image R_field N A z) <=
  @dot R_field (below N) z z.
Proof.
  intros z. rewrite <- !square_real. change (@Recovery.image R_field N A z) with (real_image N A z).
  pose proof (norm_small z) as L.
  pose proof (sqrt_pos (over (below m) (fun i => real_image N A z i * real_image N A z i)))
    as P. fold (norm_2 (below m) (real_image N A z)) in P.
  assert (Q : 0 <= tau * norm_2 (below m) (real_image N A z)) by (apply Rmult_le_pos; lra).
  pose proof (Rmult_le_compat _ _ _ _ Q Q L L). lra.
Qed.

Theorem E2_distance z n : real_restarts z n ->
  (forall k, (k <= n)%nat -> objective m N A lambda y (z k) - objective m N A lambda y x <= real_eps k) /\
  norm_2 (below N) (fun j => z n j - x j) <= width * (real_eps n + delta) /\
  width * (real_eps n + delta) <= width * (upsilon ^ n * eps0 + delta / (1 - upsilon)).
Proof.
  intros Rz. apply restarts_real in Rz. set (b := norm_2 (below m) (fun i => real_image N A x i - y i)) in *.
  pose proof (proj1 (property_real m N A s rho gamma (Rlt_le _ _ gamma_positive)) property) as P.
  assert (Pl : 2 * width <= INR p * (tau * upsilon)).
  { assert (Q : 0 < tau * upsilon) by (apply Rmult_lt_0_compat; tauto).
    pose proof (Rmult_le_compat_r _ _ _ (Rlt_le _ _ Q) p_large) as H. unfold Rdiv in H.
    rewrite Rmult_assoc, Rinv_l, Rmult_1_r in H by lra. exact H. }
  assert (Dl : @fadd R_field (@fmul R_field (@fmul R_field (@of_Q R_field 2) lambda) (@norm1 R_field (others N s x) x))
    (@fmul R_field (@of_Q R_field 2) b) <= delta) by (rewrite two_real, norm_1_real; exact delta_large).
  assert (Bl : @rows_at_most R_field m (fun i => @Recovery.image R_field N A x i - y i) b)
    by (apply norm_real, Rle_refl).
  assert (Yl : @rows_at_most R_field m y eps0) by (apply norm_real, eps0_large).
  assert (Pg : @fleq R_field (@fmul R_field (@of_Q R_field 2) width)
    (@fmul R_field (@number R_field p) (@fmul R_field tau upsilon))) by (rewrite two_real, number_real; exact Pl).
  pose proof (lambda_real s rho gamma lambda s_positive rho_range gamma_positive lambda_range) as Lr.
  pose proof (width_real m s rho gamma lambda width y s_positive rho_range lambda_range width_large) as Wr.
  split; [| ].
  - intros k Hk.
    pose proof (@E2_value R_field m N A lambda s (sqrt (INR s)) rho gamma (root_positive s s_positive) (root_square s)
      rho_range gamma_positive P (proj1 lambda_range) Lr width Wr y x _ _ b delta (largest_others N s x)
      (largest_length N s x) Bl Dl upsilon tau eps0 p upsilon_range tau_positive norm_generic Pg Yl not_both_zero
      z n Rz k (objective m N A lambda y x) Hk (value_real m N A lambda y x)) as V.
    apply norm_real in V. unfold size in V. rewrite norm_1_real, eps_same in V. unfold objective at 1. in_R.
    change (@Recovery.image R_field N A (z k)) with (real_image N A (z k)) in V. lra.
  - pose proof (@RecoveryRestarts.E2_distance R_field m N A lambda s (sqrt (INR s)) rho gamma (root_positive s s_positive) (root_square
    s)
      rho_range gamma_positive P (proj1 lambda_range) Lr width Wr y x _ _ b delta (largest_others N s x)
      (largest_length N s x) Bl Dl upsilon tau eps0 p upsilon_range tau_positive norm_generic Pg Yl not_both_zero
      z n Rz) as [D1 D2].
    rewrite eps_same in D1, D2. apply norm_real in D1. split; [exact D1 |].
    assert (E : forall k, @power_of R_field upsilon k = upsilon ^ k)
      by (induction k as [| k IH]; simpl; [reflexivity | rewrite IH; reflexivity]).
    rewrite E in D2. exact D2.
Qed.
End Restarts.

(** ** Matrices *)

(** [I | 2^-k H], with 4^k rows. *)
Definition real_two_bases (k i j : nat) : R :=
  if (j <? 4 ^ k)%nat then (if (i =? j)%nat then 1 else 0) else @hadamard R_field (2 * k) i (j - 4 ^ k) / 2 ^ k.

Theorem E3_hadamard k s : (1 <= s)%nat -> (41 * (s * s) < 16 * 4 ^ k)%nat -> let delta := INR s / 2 ^ k in
  let rho := delta / (sqrt (1 - delta * delta) - delta / 4) in
  let gamma := sqrt (1 + delta) / (sqrt (1 - delta * delta) - delta / 4) in
  0 < rho < 1 /\ 0 < gamma /\ real_null_space_property (4 ^ k) (2 * 4 ^ k) (real_two_bases k) s rho gamma.
Proof.
  intros S1 Small delta rho gamma.
  assert (P2 : 0 < 2 ^ k) by (apply pow_lt; lra).
  assert (D0 : 0 < delta) by (apply Rmult_lt_0_compat; [apply lt_0_INR; lia | apply Rinv_0_lt_compat, P2]).
  assert (N2 : @number R_field (2 ^ k) = 2 ^ k) by (rewrite number_real, pow_INR; reflexivity).
  assert (Ed : delta = @fmul R_field (@number R_field s) (@finv R_field (@number R_field (2 ^ k))))
    by (rewrite N2, number_real; reflexivity).
  assert (D1 : 41 * (delta * delta) < 16).
  { apply lt_INR in Small. rewrite !mult_INR, pow_INR in Small.
    replace (INR 41) with 41 in Small by (simpl; lra). replace (INR 16) with 16 in Small by (simpl; lra).
    replace (INR 4) with (2 * 2) in Small by (simpl; lra). rewrite Rpow_mult_distr in Small.
    assert (E : INR s = delta * 2 ^ k) by (unfold delta; field; lra). rewrite E in Small.
    assert (Q : 0 < 2 ^ k * 2 ^ k) by (apply Rmult_lt_0_compat; exact P2).
    apply (Rmult_lt_reg_r (2 ^ k * 2 ^ k)); [exact Q | lra]. }
  assert (W : 0 < 1 - delta * delta) by nra.
  pose proof (sqrt_lt_R0 _ W) as Wp. pose proof (sqrt_sqrt _ (Rlt_le _ _ W)) as Ws.
  assert (V : 0 < 1 + delta) by lra. pose proof (sqrt_lt_R0 _ V) as Vp. pose proof (sqrt_sqrt _ (Rlt_le _ _ V)) as Vs.
  assert (M4 : (2 ^ (2 * k) = 4 ^ k)%nat) by (rewrite Nat.pow_mul_r; reflexivity).
  rewrite Ed in Wp, Ws, Vp, Vs.
  pose proof (@Hadamard.E3_hadamard R_field k s (sqrt (INR s)) _ _ S1 Small (root_positive s S1) (root_square s) Wp Ws Vp Vs)
    as H.
  cbv zeta in H. rewrite <- Ed, M4 in H. unfold rho_of, gamma_of in H. rewrite quarter_real in H.
  destruct H as [[[R0 R1] G] H]. in_R.
  assert (Er : rho = delta / (sqrt (1 - delta * delta) - 1 / 4 * delta)) by (unfold rho; f_equal; lra).
  assert (Eg : gamma = sqrt (1 + delta) / (sqrt (1 - delta * delta) - 1 / 4 * delta)) by (unfold gamma; f_equal; lra).
  rewrite <- Er in R0, R1, H. rewrite <- Eg in G, H.
  split; [tauto |]. split; [exact G |].
  assert (Q : real_null_space_property (4 ^ k) (2 * 4 ^ k) (@two_bases R_field (4 ^ k) (2 * k) (/ 2 ^ k)) s rho gamma).
  { apply (property_real (4 ^ k) (2 * 4 ^ k) _ s rho gamma (Rlt_le _ _ G)). rewrite N2 in H. exact H. }
  intros x S T Pa L. specialize (Q x S T Pa L). revert Q.
  assert (E : norm_2 (below (4 ^ k)) (real_image (2 * 4 ^ k) (@two_bases R_field (4 ^ k) (2 * k) (/ 2 ^ k)) x) =
    norm_2 (below (4 ^ k)) (real_image (2 * 4 ^ k) (real_two_bases k) x)); [| rewrite E; tauto].
  unfold norm_2. f_equal. apply (@over_same R_field). intros i _.
  assert (F : real_image (2 * 4 ^ k) (@two_bases R_field (4 ^ k) (2 * k) (/ 2 ^ k)) x i =
    real_image (2 * 4 ^ k) (real_two_bases k) x i); [| rewrite F; reflexivity].
  apply (@over_same R_field). intros j _. unfold two_bases, real_two_bases, unit_entry.
  destruct (j <? 4 ^ k)%nat; [reflexivity |]. in_R. unfold Rdiv. f_equal. apply Rmult_comm.
Qed.
