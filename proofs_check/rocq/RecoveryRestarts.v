(** * E2: restarted blocks are exponentially accurate in depth, and stable

    A block with theta runs E1 on (theta y, theta z^0) and divides its result by theta: F(Z) - F(x) is then at most
    (theta |x - z^0|^2/tau_1 + 1/(theta tau_2))/p ([E1_scaled]).  Let A have the null space property of E0, delta >=
    2 lambda |x_T|_1 + 2 |Ax - y|_2, 0 < upsilon < 1, tau |A| <= 1, p >= 2 C^/(tau upsilon), eps_0 >= |y|_2, eps_0 +
    delta > 0, eps_k = upsilon (eps_{k-1} + delta), theta_k = 1/(C^ (eps_{k-1} + delta)), z_0 = 0, and z_k the result of
    the block with theta_k from z_{k-1}.  Then F(z_k) - F(x) <= eps_k ([E2_value]), and after n restarts

      |z_n - x|_2 <= C^ (eps_n + delta) <= C^ (upsilon^n eps_0 + delta/(1 - upsilon))  ([E2_distance]).

    Where nonnegative numbers have roots there are such z_k ([E2_network]).

    Idea.  Induction: E0 bounds the distance of z_{k-1} from x by B = C^ (eps_{k-1} + delta), E1 with theta = 1/B the
    gap of z_k by 2 B/(p tau) <= eps_k. *)

From Coq Require Import ZArith QArith Lia PeanoNat List Setoid Morphisms.
From Barriers Require Import OrderedFields LinearSystems Lengths Recovery RecoveryBlocks.
Import ListNotations.
Open Scope field_scope.

Section Restarts.
Context {K : ordered_field}.
Add Field K_f : (K_field K) (morphism (of_Q_morph K), constants [f_cst], setoid (K_setoid K) (K_ext K)).
Variables (m N : nat) (A : nat -> nat -> K) (lambda : K).
Implicit Types (y x v w Z : nat -> K) (c f theta : K) (p : nat).

(** ** A block that is scaled *)

Lemma size_scale c x : 0 <= c -> size N (fun j => c * x j) == c * size N x.
Proof. apply norm1_scale. Qed.

Lemma value_same y y' x x' f f' : (forall i, (i < m)%nat -> y i == y' i) -> (forall j, (j < N)%nat -> x j == x' j) ->
  f == f' -> value_at_most m N A y lambda x f -> value_at_most m N A y' lambda x' f'.
Proof.
  intros Y X F V. assert (S : size N x == size N x').
  { apply norm1_same. intros j Hj. apply in_below in Hj. apply X, Hj. }
  unfold value_at_most in *. apply (norm_le _ _ (f - lambda * size N x)); [rewrite S; fra |]. revert V. apply norm_same.
  intros i Hi. apply in_below in Hi. rewrite (Y i Hi). apply fsub_proper; [| reflexivity]. apply over_same. intros j Hj.
  apply in_below in Hj. rewrite (X j Hj). reflexivity.
Qed.

Lemma value_scale y x f c : 0 <= c -> value_at_most m N A y lambda x f ->
  value_at_most m N A (fun i => c * y i) lambda (fun j => c * x j) (c * f).
Proof.
  intros C V. apply (norm_scale _ c) in V; [| exact C]. unfold value_at_most.
  pose proof (size_scale c x C) as E. apply (norm_le _ _ (c * (f - lambda * size N x))); [rewrite E; fra |].
  revert V. apply norm_same. intros i _.
  rewrite image_scale. ring.
Qed.

(** Z is the result of the block with theta from z0. *)
Definition block (tau1 tau2 theta : K) p y (z0 Z : nat -> K) : Prop :=
  exists z u, (forall j, (j < N)%nat -> z O j == theta * z0 j) /\
    iterates m N A lambda tau1 tau2 (fun i => theta * y i) z u p /\
    forall j, (j < N)%nat -> theta * Z j == mean z p j.

Theorem E1_scaled tau1 tau2 theta p y (z0 Z x : nat -> K) f : 0 <= lambda -> 0 < tau1 -> 0 < tau2 ->
  (forall w, tau1 * tau2 * dot (below m) (image N A w) (image N A w) <= dot (below N) w w) ->
  0 < theta -> (0 < p)%nat -> block tau1 tau2 theta p y z0 Z -> value_at_most m N A y lambda x f ->
  value_at_most m N A y lambda Z
    (f + (theta * dot (below N) (fun j => x j - z0 j) (fun j => x j - z0 j) / tau1 + 1 / (theta * tau2)) / number p).
Proof.
  intros lambda_nonneg P1 P2 Norm Th P (z & u & Z0 & It & Mean) V.
  pose proof (value_scale y x f theta (lt_le _ _ Th) V) as W.
  pose proof (E1_block m N A lambda lambda_nonneg tau1 tau2 P1 P2 Norm _ _ z u p _ P It W) as B.
  pose proof (inverse_positive theta Th) as Ti. assert (T : / theta * theta == 1) by (apply (finv_left K); fra).
  apply (value_scale _ _ _ (/ theta) (lt_le _ _ Ti)) in B. revert B.
  assert (Back : forall a : K, / theta * (theta * a) == a) by
    (intros a; transitivity (/ theta * theta * a); [ring | rewrite T; ring]).
  apply value_same.
  - intros i _. apply Back.
  - intros j Hj. rewrite <- (Mean j Hj). apply Back.
  - set (d := dot (below N) (fun j => x j - z0 j) (fun j => x j - z0 j)).
    assert (D : dot (below N) (fun j => theta * x j - z O j) (fun j => theta * x j - z O j) == theta * (theta * d)).
    { unfold d, dot. rewrite <- !over_scale. apply over_same. intros j Hj. apply in_below in Hj.
      rewrite (Z0 j Hj). ring. }
    rewrite D. pose proof (number_positive (K := K) p P) as Np. field. repeat split; fra.
Qed.

(** ** Where there are roots, there is a result of every block *)

Section Networks.
Variable sqrt : K -> K.
Hypothesis sqrt_root : forall a, 0 <= a -> 0 <= sqrt a /\ sqrt a * sqrt a == a.

(** The projection onto the unit ball, and one iteration. *)
Definition project w : nat -> K :=
  let n := sqrt (dot (below m) w w) in fun i => if lt_le_dec 1 n then / n * w i else w i.

Fixpoint state (tau1 tau2 : K) y (z0 : nat -> K) (k : nat) : (nat -> K) * (nat -> K) :=
  match k with
  | O => (z0, fun _ => 0)
  | Datatypes.S k =>
      let (z, u) := state tau1 tau2 y z0 k in
      let z' := fun j => soft_threshold (tau1 * lambda) (z j - tau1 * over (below m) (fun i => A i j * u i)) in
      (z', project (fun i => u i + tau2 * (image N A (fun j => $2 * z' j - z j) i - y i)))
  end.

Lemma state_iterates tau1 tau2 y (z0 : nat -> K) p :
  iterates m N A lambda tau1 tau2 y (fun k => fst (state tau1 tau2 y z0 k)) (fun k => snd (state tau1 tau2 y z0 k)) p.
Proof.
  split; [reflexivity |]. intros j _. cbn [state]. destruct (state tau1 tau2 y z0 j) as [z u]. cbn [fst snd].
  split; [reflexivity |]. destruct (sqrt_root _ (dot_nonneg (below m)
    (fun i => u i + tau2 * (image N A (fun j => $2 * soft_threshold (tau1 * lambda) (z j - tau1 * over (below m)
      (fun i => A i j * u i)) - z j) i - y i)))) as [P E].
  apply projection_formula; assumption.
Qed.

Definition result tau1 tau2 (theta : K) p y (z0 : nat -> K) : nat -> K := fun j =>
  / theta * mean (fun k => fst (state tau1 tau2 (fun i => theta * y i) (fun j => theta * z0 j) k)) p j.

Lemma result_block tau1 tau2 theta p y (z0 : nat -> K) : 0 < theta ->
  block tau1 tau2 theta p y z0 (result tau1 tau2 theta p y z0).
Proof.
  intros Th. set (st := state tau1 tau2 (fun i => theta * y i) (fun j => theta * z0 j)).
  exists (fun k => fst (st k)), (fun k => snd (st k)). split; [reflexivity |]. split; [apply state_iterates |].
  intros j _. assert (T : theta * / theta == 1) by (apply mult_inv_r; fra). unfold result. fold st.
  set (a := mean _ p j). transitivity (theta * / theta * a); [ring | rewrite T; ring].
Qed.
End Networks.

(** ** The restarts *)

Section Definitions.
Variables (width delta upsilon tau eps0 : K) (p : nat) (y : nat -> K).

Fixpoint eps (k : nat) : K := match k with O => eps0 | Datatypes.S k => upsilon * (eps k + delta) end.
Definition theta (k : nat) : K := 1 / (width * (eps k + delta)).

Definition restarts (z : nat -> nat -> K) (n : nat) : Prop :=
  (forall j, (j < N)%nat -> z O j == 0) /\
  forall k, (k < n)%nat -> block tau tau (theta k) p y (z k) (z (Datatypes.S k)).

Hypothesis width_positive : 0 < width.
Hypothesis delta_nonneg : 0 <= delta.
Hypothesis upsilon_positive : 0 < upsilon.
Hypothesis not_both_zero : 0 < eps0 + delta.

Lemma eps_positive k : 0 < eps k + delta.
Proof.
  induction k as [| k IH]; [exact not_both_zero |]. simpl.
  assert (0 < upsilon * (eps k + delta)) by (apply mult_positive; fra). fra.
Qed.

Fixpoint power_of (c : K) (n : nat) : K := match n with O => 1 | Datatypes.S n => c * power_of c n end.

Lemma eps_bound n : upsilon < 1 ->
  width * (eps n + delta) <= width * (power_of upsilon n * eps0 + delta / (1 - upsilon)).
Proof.
  intros U. assert (I : / (1 - upsilon) * (1 - upsilon) == 1) by (apply (finv_left K); fra).
  pose proof (inverse_positive (1 - upsilon) ltac:(fra)) as I0. unfold fdiv. set (i := / (1 - upsilon)) in *.
  assert (L : eps n + delta <= power_of upsilon n * eps0 + delta * i).
  { assert (E : delta * i == delta * (i * (1 - upsilon)) + delta * (i * upsilon)) by ring. rewrite I in E.
    assert (0 <= delta * (i * upsilon)) by (repeat apply mult_nonneg; fra).
    induction n as [| n IH]; simpl; [fra |].
    assert (0 <= upsilon * (power_of upsilon n * eps0 + delta * i - (eps n + delta))) by (apply mult_nonneg; fra).
    fra. }
  assert (0 <= width * (power_of upsilon n * eps0 + delta * i - (eps n + delta))) by (apply mult_nonneg; fra). fra.
Qed.

(** The restarts, computed with a root function. *)
Fixpoint network (sqrt : K -> K) (k : nat) : nat -> K :=
  match k with
  | O => fun _ => 0
  | Datatypes.S k => result sqrt tau tau (theta k) p y (network sqrt k)
  end.

Theorem E2_network sqrt : (forall a, 0 <= a -> 0 <= sqrt a /\ sqrt a * sqrt a == a) -> forall n,
  restarts (network sqrt) n.
Proof.
  intros R n. split; [reflexivity |]. intros k _. apply result_block; [exact R |]. unfold theta, fdiv.
  pose proof (eps_positive k). apply mult_positive; [fra |]. apply inverse_positive, mult_positive; assumption.
Qed.
End Definitions.

(** ** What they achieve *)

Section E2.
Variables (s : nat) (root rho gamma : K).
Hypothesis root_positive : 0 < root.
Hypothesis root_square : root * root == number s.
Hypothesis rho_range : 0 < rho < 1.
Hypothesis gamma_positive : 0 < gamma.
Hypothesis property : null_space_property m N A s root rho gamma.
Hypothesis lambda_positive : 0 < lambda.
Hypothesis lambda_small : lambda * big_D rho gamma * root <= big_C rho.
(** C^ *)
Variable width : K.
Hypothesis width_large : big_C rho <= width * lambda * root.

Lemma width_positive : 0 < width.
Proof.
  apply lt_not_le. intros X. assert (I : 0 < / (1 - rho)) by (apply inverse_positive; fra).
  assert (0 < big_C rho) by (unfold big_C, fdiv; repeat apply mult_positive; fra).
  assert (0 <= - width * (lambda * root)) by (repeat apply mult_nonneg; fra). fra.
Qed.

Variables (y x : nat -> K) (S T : list nat) (b delta : K).
Hypothesis S_T : parts N S T.
Hypothesis S_small : (length S <= s)%nat.
(** b is |Ax - y|_2 or above it. *)
Hypothesis b_large : rows_at_most m (fun i => image N A x i - y i) b.
Hypothesis delta_large : $2 * lambda * norm1 T x + $2 * b <= delta.

Lemma delta_nonneg : 0 <= delta.
Proof.
  destruct b_large as [B _]. assert (0 <= lambda * norm1 T x) by (apply mult_nonneg; [fra | apply norm1_nonneg]). fra.
Qed.

Variables (upsilon tau eps0 : K) (p : nat).
Hypothesis upsilon_range : 0 < upsilon < 1.
Hypothesis tau_positive : 0 < tau.
(** tau |A| <= 1 *)
Hypothesis norm_small : forall w, tau * tau * dot (below m) (image N A w) (image N A w) <= dot (below N) w w.
(** p >= 2 C^/(tau upsilon) *)
Hypothesis p_large : $2 * width <= number p * (tau * upsilon).
Hypothesis eps0_large : rows_at_most m y eps0.
Hypothesis not_both_zero : 0 < eps0 + delta.

Lemma p_positive : (0 < p)%nat.
Proof.
  destruct p; [| lia]. pose proof width_positive. change (number 0) with (0 : K) in p_large. fra.
Qed.

(** E0: a gap of at most eps is a distance of at most C^ (eps + delta). *)
Lemma distance_of_gap (z : nat -> K) (e : K) :
  value_at_most m N A y lambda z (lambda * size N x + b + e) ->
  columns_at_most N (fun j => z j - x j) (width * (e + delta)).
Proof.
  intros V. pose proof (E0_sharpness m N A s root rho gamma root_positive root_square rho_range gamma_positive property
    lambda width y lambda_positive lambda_small width_large x z _ b S T S_T S_small V b_large) as H.
  refine (norm_le _ _ _ _ _ H). pose proof width_positive.
  assert (0 <= width * (delta - ($2 * lambda * norm1 T x + $2 * b))) by (apply mult_nonneg; fra). fra.
Qed.

(** One restart, with B = C^ (eps + delta) and theta = 1/B. *)
Lemma one_restart (z z' : nat -> K) (e f : K) : 0 < e + delta ->
  value_at_most m N A y lambda z (lambda * size N x + b + e) ->
  block tau tau (1 / (width * (e + delta))) p y z z' -> value_at_most m N A y lambda x f ->
  value_at_most m N A y lambda z' (f + upsilon * (e + delta)).
Proof.
  intros E V Bl Vx. pose proof width_positive as W. pose proof p_positive as P.
  set (B := width * (e + delta)) in *. assert (B0 : 0 < B) by (unfold B; apply mult_positive; fra).
  assert (Th : 0 < 1 / B) by (unfold fdiv; apply mult_positive; [fra | apply inverse_positive, B0]).
  pose proof (E1_scaled tau tau (1 / B) p y z z' x f (lt_le _ _ lambda_positive) tau_positive tau_positive norm_small
    Th P Bl Vx) as H.
  refine (norm_le _ _ _ _ _ H). destruct (distance_of_gap z e V) as [_ D]. fold B in D.
  set (d := dot (below N) (fun j => x j - z j) (fun j => x j - z j)) in *.
  assert (Ed : dot (below N) (fun j => z j - x j) (fun j => z j - x j) == d) by (apply over_same; intros; ring).
  rewrite Ed in D. pose proof (number_positive (K := K) p P) as Np.
  assert (L : (1 / B * d / tau + 1 / (1 / B * tau)) / number p <= upsilon * (e + delta)); [| fra].
  set (pn := number p) in *. pose proof (inverse_positive _ B0) as IB. pose proof (inverse_positive _ Np) as Ip.
  pose proof (inverse_positive _ tau_positive) as It.
  assert (L1 : (1 / B * d / tau + 1 / (1 / B * tau)) / pn == (/ B * / tau * / pn) * (d - B * B) +
    $2 * B * / tau * / pn) by (field; repeat split; fra).
  assert (L2 : 0 <= (/ B * / tau * / pn) * (B * B - d)) by (repeat apply mult_nonneg; fra).
  assert (L3 : 0 <= (e + delta) * / tau * / pn * (pn * (tau * upsilon) - $2 * width))
    by (repeat apply mult_nonneg; fra).
  assert (L4 : (e + delta) * / tau * / pn * (pn * (tau * upsilon) - $2 * width) ==
    upsilon * (e + delta) - $2 * B * / tau * / pn) by (unfold B; field; split; fra).
  fra.
Qed.

Lemma value_of_x f : value_at_most m N A y lambda x f -> 0 <= f.
Proof.
  intros [V _]. assert (0 <= lambda * size N x) by (apply mult_nonneg; [fra | apply norm1_nonneg]). fra.
Qed.

Lemma value_of_x_b : value_at_most m N A y lambda x (lambda * size N x + b).
Proof. apply (norm_le _ _ b); [fra | exact b_large]. Qed.

Lemma e_positive k : 0 < eps delta upsilon eps0 k + delta.
Proof. apply (eps_positive width); try apply width_positive; try apply delta_nonneg; tauto. Qed.

(** F(z_k) - F(x) <= eps_k *)
Theorem E2_value (z : nat -> nat -> K) n : restarts width delta upsilon tau eps0 p y z n -> forall k f,
  (k <= n)%nat -> value_at_most m N A y lambda x f ->
  value_at_most m N A y lambda (z k) (f + eps delta upsilon eps0 k).
Proof.
  intros [Z0 R] k. induction k as [| k IH]; intros f Hk V.
  - assert (S0 : size N (z O) == 0).
    { apply over_zero. intros j Hj. apply in_below in Hj. rewrite (Z0 j Hj). pose proof (abs_spec (0 : K)). fra. }
    unfold value_at_most. pose proof (value_of_x f V) as F. apply (norm_le _ _ eps0); [simpl; rewrite S0; fra |].
    apply (norm_same _ (fun i => - y i)); [| apply norm_opposite, eps0_large].
    intros i _. assert (I : image N A (z O) i == 0); [| rewrite I; ring].
    apply over_zero. intros j Hj. apply in_below in Hj. rewrite (Z0 j Hj). ring.
  - cbn [eps]. apply (one_restart (z k) (z (Datatypes.S k)) (eps delta upsilon eps0 k) f (e_positive k));
      [| apply R; lia | exact V].
    apply (IH (lambda * size N x + b) ltac:(lia)), value_of_x_b.
Qed.

Theorem E2_distance (z : nat -> nat -> K) n : restarts width delta upsilon tau eps0 p y z n ->
  columns_at_most N (fun j => z n j - x j) (width * (eps delta upsilon eps0 n + delta)) /\
  width * (eps delta upsilon eps0 n + delta) <= width * (power_of upsilon n * eps0 + delta / (1 - upsilon)).
Proof.
  intros R. split; [| apply eps_bound; try apply width_positive; try apply delta_nonneg; tauto].
  apply distance_of_gap, (E2_value z n R n (lambda * size N x + b) (le_n n)), value_of_x_b.
Qed.
End E2.
End Restarts.
