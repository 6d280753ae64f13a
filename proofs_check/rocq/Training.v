(** * B2-B5: minimisers exist, no algorithm finds them

    Fix a in [1/2, 1], the dimensions d, N of an architecture, r >= P(N) + 2 points, and a cost function R in
    CF_r^{eps, epshat}, eps < 1/2.  The inputs are the training sets T_0 and T_{delta_n}, delta_n = eps(r) 4^-n, n >= 1;
    the evaluations are the coordinates of the points; Xi(T) are the predictions of the networks whose cost on T is at
    most epshat above the infimum (Minimisers.v).  kappa = 1/2 - eps.  All this is defined over every Archimedean
    ordered field; what is said of algorithms is about rational numbers here, and about each such field in
    TrainingFields.v.

    B2.  For some information of type Delta_1, no randomised algorithm is within alpha < kappa/2 of Xi with probability
    > 1/2 on every input.  Tape by tape: a run that halts on T_0 having read levels <= n is the same on T_{delta_{n+1}},
    and its output is not right about both.
    B3.  A coin between the labels and a member of Xi(T_0) is right with probability exactly 1/2 on every input, for
    alpha < kappa.
    B4.  For the sup cost and eps = epshat = 0 the constant f/2 + 1/4 is within 1/4 of every Xi; it is not what a
    network predicts on T_0; below 1/4 no algorithm beats a coin.
    B5.  An algorithm that outputs networks fails on T_{delta_n}, for all large n, with at least the probability with
    which it halts on T_0, for every alpha < kappa.  So it succeeds with probability <= 1/2 on some input, and with no
    positive probability on all if it halts almost surely on T_0.

    Idea.  B2 is J with the separation of B1.  B5: a network that the algorithm outputs on T_0 errs by at least
    kappa - L delta_n on T_{delta_n} ([B5_error]), so it is wrong for all large n; finitely many outputs have almost all
    of the probability ([coupling_eventually]). *)

From Coq Require Import QArith Qabs List Lia Lqa PeanoNat.
From Barriers Require Import OrderedFields Archimedean Algorithms Probability Computation Sharpness.
From Barriers Require Import Entries Networks Classification Alternation Instability StableNetwork Minimisers.
Import ListNotations.
Open Scope Q_scope.

(** Networks.v to Minimisers.v are about every Archimedean field; here Q is meant. *)
Ltac qra := in_Q; lra.
Ltac qnra := in_Q; nra.

(** Vectors of the same length with the max norm. *)
Definition max_metric : metric (vector Q_field).
Proof.
  refine {| near := fun x q y => length x = length y /\ distance x y <= q |}.
  - intros x q y [L D]. split; [congruence|]. rewrite distance_sym. exact D.
  - intros x p y q z [L D] [L' D']. split; [congruence|]. pose proof (distance_triangle x y z L L'). qra.
Defined.

Lemma accurate_member alpha (S : vector Q_field -> Prop) x y :
  S y -> length x = length y -> distance x y <= alpha -> accurate max_metric alpha S x.
Proof. intros Hy L D e He. exists y. split; [exact Hy|]. split; [exact L|qra]. Qed.

(** ** The family, over every Archimedean ordered field *)

Section Family.
Context {K : archimedean_field}.
Local Notation "0" := (@fzero K) : field_scope.
Local Notation "1" := (@fone K) : field_scope.
Add Field K_f : (K_field K) (morphism (of_Q_morph K), constants [f_cst], setoid (K_setoid K) (K_ext K)).
Variables (d : nat) (N : list nat) (a close epshat : K) (r : nat) (R : cost K).
Hypothesis d_range : (2 <= d)%nat.
Hypothesis a_range : ($(1 # 2) <= a /\ a <= 1)%F.
Hypothesis r_large : (P N + 2 <= r)%nat.

(** delta_n, and 0 for the limit *)
Definition step (n : nat) : K := match n with O => 0 | S _ => eps r * quarter n end%F.

(** The input of index n: T_0 or T_{delta_n}. *)
Definition input (n : nat) : list (vector K) := training_set d a (step n) r.

(** Evaluation k is coordinate k mod d of point k / d, counted from 0. *)
Definition coordinate (n k : nat) : K :=
  if (k <? r * d)%nat then nth (k mod d) (nth (k / d) (input n) []) 0%F else 0%F.

Definition Xi (n : nat) : vector K -> Prop := solution d N R epshat (labels r) (input n).

Definition kappa : K := ($(1 # 2) - close)%F.

Open Scope field_scope.

Lemma step_positive n : (1 <= n)%nat -> 0 < step n.
Proof.
  clear d_range r_large. intros H. destruct n as [|n]; [inversion H|]. pose proof (@eps_pos K r).
  apply mult_lt_0_compat; [assumption|apply quarter_positive].
Qed.

Lemma step_small n : 0 <= step n <= quarter n.
Proof.
  pose proof (@quarter_positive K n). destruct n as [|n]; [simpl in *; fra|]. pose proof (@eps_pos K r).
  pose proof (@eps_small K r). unfold step. generalize dependent (@quarter K (S n)). intros. fnra.
Qed.

Lemma coordinate_close n k : (1 <= n)%nat -> fabs (coordinate n k - coordinate O k) <= quarter n.
Proof.
  clear d_range r_large. intros Hn. pose proof (step_small n) as St. unfold coordinate.
  destruct (Nat.ltb_spec k (r * d)) as [L|]; [|apply abs_le_condition; fra].
  assert (Hj : (k / d < r)%nat) by (apply Nat.div_lt_upper_bound; lia).
  unfold input, training_set. rewrite !(nth_indep _ [] (z_point d a 0 0)) by (rewrite map_length, seq_length; exact Hj).
  assert (E : forall s, nth (k / d) (map (z_point d a s) (seq 1 r)) (z_point d a 0 0) = z_point d a s (S (k / d))).
  { intros s. rewrite (nth_indep _ _ (z_point d a s 0)) by (rewrite map_length, seq_length; exact Hj).
    rewrite map_nth, seq_nth by exact Hj. reflexivity. }
  rewrite !E. unfold z_point. rewrite (f_x_point d a r (S (k / d)) a_range (conj (le_n_S _ _ (Nat.le_0_l _)) Hj)).
  pose proof (@label_range K (S (k / d))) as Lb. set (l := @label K (S (k / d))) in *. clearbody l.
  assert (0 <= step n * l) by (apply mult_le_0_compat; fra).
  assert (0 <= step n * (1 - l)) by (apply mult_le_0_compat; fra). apply abs_le_condition.
  destruct (k mod d) as [|[|i]]; cbn [nth]; [fra| |fra]. change (step O) with 0. fra.
Qed.

Lemma Xi_length n v : Xi n v -> length v = r.
Proof.
  intros [phi [_ [S _]]]. apply same_length in S. unfold input in S. rewrite length_predictions in S. exact S.
Qed.

Hypothesis R_cost : cost_function_within r close epshat R.

(** A network is right about the predictions on T_{delta_n} for finitely many n at most: [B5_error]. *)
Lemma far_at_last (phi : network K) alpha : NN d N phi -> 0 <= epshat -> alpha < kappa ->
  exists e n0, 0 < e /\ forall n, (n0 <= n)%nat -> forall v, Xi n v ->
    alpha + e < distance (predictions phi (input n)) v.
Proof.
  intros H He L. destruct (B5_error d N phi a close epshat r R d_range H a_range r_large He R_cost) as [M [M0 Err]].
  set (s := $(1 # 3) * (kappa - alpha) * / (M + 1)).
  assert (Es : $3 * ((M + 1) * s) == kappa - alpha) by (unfold s; field; fra).
  assert (Hs : 0 < s) by (apply mult_lt_0_compat; [fra|apply inv_positive; fra]). clearbody s.
  destruct (quarter_vanishes s Hs) as [n0 Hn0]. exists s, (S n0). split; [exact Hs|]. intros n Hn v V.
  pose proof (Err (step n) v (step_positive n ltac:(lia)) V) as Far. fold (input n) in Far.
  pose proof (step_small n) as St. pose proof (@quarter_decreases K n0 n ltac:(lia)).
  assert (KS : 0 <= M * (s - step n)) by (apply mult_le_0_compat; fra).
  assert (Ks : 0 <= M * s) by (apply mult_le_0_compat; fra). unfold kappa in *. fra.
Qed.

Hypothesis N_hidden : N <> [].
Hypothesis N_positive : Forall (le 1) N.

Lemma Xi_gap n v w : (1 <= n)%nat -> Xi n v -> Xi O w -> kappa <= distance v w.
Proof.
  intros Hn V W. rewrite distance_sym. pose proof (B1_gap d N a (step n) close epshat r R d_range N_hidden N_positive
    a_range (step_positive n Hn) r_large R_cost w v W V). unfold kappa. fra.
Qed.

Lemma Xi_labels n : 0 <= epshat -> (1 <= n)%nat -> Xi n (labels r).
Proof. intros He H. apply (B1_labels d N a (step n) close); auto. apply step_positive, H. Qed.

(** What is within 1/4 of the labels is no network's prediction on T_0. *)
Lemma between_unpredicted phi : NN d N phi -> ~ same (predictions phi (input O)) (between r).
Proof.
  clear d_range R_cost N_hidden N_positive. intros H S. pose proof (far_on_T0 d N phi a r H a_range r_large) as B.
  rewrite (distance_same _ _ (labels r) (labels r) S (same_refl _)) in B.
  assert (@distance K (between r) (labels r) <= $(1 # 4)); [|fra]. apply distance_maps; [fra|]. intros k _.
  apply abs_le_condition. pose proof (@label_range K k). pose proof (@halved K k). fra.
Qed.

End Family.

(** ** B2-B5 for rational numbers *)

Section Training.
Variables (d : nat) (N : list nat) (a close epshat : Q) (r : nat) (R : cost Q_archimedean).
Hypothesis d_range : (2 <= d)%nat.
Hypothesis N_hidden : N <> [].
Hypothesis N_positive : Forall (le 1) N.
Hypothesis a_range : 1 # 2 <= a <= 1.
Hypothesis r_large : (P N + 2 <= r)%nat.
Hypothesis epshat_nonneg : 0 <= epshat.
Hypothesis R_cost : cost_function_within r close epshat R.
Local Notation input := (input d a r).
Local Notation coordinate := (coordinate d a r).
Local Notation Xi := (Xi d N a epshat r R).
Local Notation kappa := (kappa close).

Lemma Xi_apart n : (1 <= n)%nat -> apart max_metric kappa (Xi n) (Xi O).
Proof.
  intros Hn v w q V W [_ D].
  apply (Qle_trans _ _ _ (Xi_gap d N a close epshat r R d_range a_range r_large R_cost N_hidden N_positive n v w Hn V
    W) D).
Qed.

Lemma labels_solve n : (1 <= n)%nat -> Xi n (labels r).
Proof. apply (Xi_labels d N a close epshat r R); assumption. Qed.

(** ** B2 *)

(** The explicit information: nearest dyadics, of T_0 up to level n, of T_{delta_n} beyond. *)
Definition information (n : nat) : oracle := jump_information coordinate n.

Theorem B2_admissible : forall n, admissible (coordinate n) (information n).
Proof.
  intros n. apply J_admissible. intros m k Hm. rewrite <- abs_rational. exact (coordinate_close d a r a_range m k Hm).
Qed.

Theorem B2_no_algorithm : forall alpha t b, 2 * alpha < kappa ->
  (forall n, success_at_least max_metric (information n) (Xi n) alpha b t) -> b <= 1 # 2.
Proof. intros alpha t b L. apply (J_jump max_metric coordinate Xi kappa alpha Xi_apart L). Qed.

Theorem B2_tape_by_tape : forall alpha (t : algorithm (vector Q_field)) n steps w v read, 2 * alpha < kappa ->
  run steps w (information O) t = Some (v, read) ->
  (forall k l x, In (k, l, x) read -> (l <= n)%nat) ->
  run steps w (information (S n)) t = Some (v, read) /\
  ~ (accurate max_metric alpha (Xi O) v /\ accurate max_metric alpha (Xi (S n)) v).
Proof.
  intros alpha t n steps w v read L. apply (J_tape max_metric coordinate Xi kappa alpha Xi_apart L).
Qed.

(** ** B3 *)

Lemma accurate_far S T k alpha v : apart max_metric k S T -> alpha < k -> S v -> ~ accurate max_metric alpha T v.
Proof.
  intros Ap L V A. destruct (A ((1 # 2) * (k - alpha))) as (w & W & C); [qra|].
  pose proof (Ap v w _ V W C). qra.
Qed.

Lemma Xi_accurate n alpha v : 0 <= alpha -> Xi n v -> accurate max_metric alpha (Xi n) v.
Proof.
  intros Ha V. apply (accurate_member alpha _ v v V); [reflexivity|].
  rewrite distance_le by (reflexivity || exact Ha). clear V.
  induction v as [|u v IH]; constructor; [apply abs_le_condition; qra|exact IH].
Qed.

(** Whatever the information is, and although the coin reads nothing of it. *)
Theorem B3_coin : forall alpha v0 (o : oracle) n, 0 <= alpha < kappa -> Xi O v0 ->
  success_at_least max_metric o (Xi n) alpha (1 # 2) (coin (labels r) v0) /\
  forall m p, attains o (accurate max_metric alpha (Xi n)) m (coin (labels r) v0) p -> p <= 1 # 2.
Proof.
  intros alpha v0 o n [A0 A1] V0. split.
  - apply (attains_at_least _ _ O), coin_succeeds. destruct n as [|n]; [right|left]; apply Xi_accurate; auto.
    apply labels_solve. lia.
  - intros m p. apply coin_exact. intros [H1 H2]. destruct n as [|n].
    + apply (accurate_far (Xi 1) (Xi O) kappa alpha (labels r)); auto; [apply Xi_apart, le_n|apply labels_solve, le_n].
    + apply (accurate_far (Xi O) (Xi (S n)) kappa alpha v0); auto.
      intros v w q V W C. apply (Xi_apart (S n) ltac:(lia) w v q W V), near_symmetric, C.
Qed.

(** ** B5 *)

(** The networks of the architecture, which the algorithms of B5 output. *)
Definition architecture := {phi : network Q_field | NN d N phi}.

(** The predictions of phi are within alpha of Xi. *)
Definition network_accurate (alpha : Q) (n : nat) (phi : architecture) : Prop :=
  accurate max_metric alpha (Xi n) (predictions (proj1_sig phi) (input n)).

Lemma eventually_wrong alpha (phi : architecture) : alpha < kappa ->
  exists n0, forall n, (n0 <= n)%nat -> ~ network_accurate alpha n phi.
Proof.
  intros L. destruct phi as [phi H]. unfold network_accurate. simpl.
  destruct (far_at_last d N a close epshat r R d_range a_range r_large R_cost phi alpha H epshat_nonneg L)
    as (e & n0 & He & Far).
  exists n0. intros n Hn A. destruct (A e He) as (v & V & _ & D). specialize (Far n Hn v V). qra.
Qed.

(** Success on T_{delta_n} leaves, for all large n, at most the probability of not halting on T_0. *)
Theorem B5_failure : forall alpha (t : algorithm architecture) m h, alpha < kappa ->
  attains (information O) (fun _ => True) m t h ->
  exists n0, forall n, (n0 <= n)%nat -> forall m' p,
    attains (information n) (network_accurate alpha n) m' t p -> p <= 1 - h.
Proof.
  intros alpha t m h L A.
  destruct (coupling_eventually _ _ (network_accurate alpha) m t h A) as [n0 Hn0].
  - intros phi _. apply eventually_wrong, L.
  - exists (Nat.max (S m) n0). intros n Hn m' p B. destruct n as [|n]; [lia|].
    assert (h + p <= 1); [|qra]. apply (Hn0 (S n) ltac:(lia) (information (S n)) m' p); [|exact B].
    apply (as_limit_agrees (coordinate O) (coordinate (S n)) (S n) m). lia.
Qed.

Lemma B5_from_halting alpha t h b : alpha < kappa ->
  probability_at_least (information O) (fun _ => True) h t ->
  (forall n, (1 <= n)%nat -> probability_at_least (information n) (network_accurate alpha n) b t) -> b <= 1 - h.
Proof.
  intros L A B. apply Qnot_lt_le; intros C. set (e := (1 # 3) * (b - (1 - h))).
  assert (He : 0 < e) by (unfold e; qra). destruct (A e He) as [m A'].
  destruct (B5_failure alpha t m _ L A') as [n0 F].
  destruct (B (Nat.max 1 n0) (Nat.le_max_l _ _) e He) as [m' B'].
  apply (F (Nat.max 1 n0) (Nat.le_max_r _ _) m') in B'. unfold e in *. qra.
Qed.

Theorem B5_half : forall alpha t b, alpha < kappa ->
  (forall n, probability_at_least (information n) (network_accurate alpha n) b t) -> b <= 1 # 2.
Proof.
  intros alpha t b L B. assert (b <= 1 - b); [|qra]. apply (B5_from_halting alpha t b b L); [|intros n _; apply B].
  intros e He. destruct (B O e He) as [m A]. exists m. revert A. apply attains_weaken; auto.
Qed.

Theorem B5_zero : forall alpha t b, alpha < kappa -> halts_almost_surely (information O) t ->
  (forall n, (1 <= n)%nat -> probability_at_least (information n) (network_accurate alpha n) b t) -> b <= 0.
Proof. intros alpha t b L A B. assert (b <= 1 - 1); [apply (B5_from_halting alpha t 1 b L A B)|qra]. Qed.

End Training.

(** ** B4: the phase transition at 1/4, for the sup cost and eps = epshat = 0 *)

Section SupCost.
Variables (d : nat) (N : list nat) (a : Q) (r : nat).
Hypothesis d_range : (2 <= d)%nat.
Hypothesis N_hidden : N <> [].
Hypothesis N_positive : Forall (le 1) N.
Hypothesis a_range : 1 # 2 <= a <= 1.
Hypothesis r_large : (P N + 2 <= r)%nat.
Local Notation between := (@between Q_archimedean).
Local Notation sup_cost := (@sup_cost Q_archimedean).

Lemma length_between : length (between r) = r.
Proof. unfold between. rewrite map_length. apply seq_length. Qed.

Lemma between_accurate n : accurate max_metric (1 # 4) (Xi d N a 0 r sup_cost n) (between r).
Proof.
  assert (G : forall m, (1 <= m)%nat ->
    (exists v, Xi d N a 0 r sup_cost m v /\ distance (between r) v <= 1 # 4) /\
    (exists v, Xi d N a 0 r sup_cost O v /\ distance (between r) v <= 1 # 4)).
  { intros m Hm. apply (B4_quarter d N a (step r m) r); auto. apply step_positive, Hm. }
  assert (E : exists v, Xi d N a 0 r sup_cost n v /\ distance (between r) v <= 1 # 4).
  { destruct n as [|n]; [apply (G 1%nat), le_n|apply (G (S n)); lia]. }
  destruct E as (v & V & D). apply (accurate_member _ _ _ v V); [|exact D].
  rewrite length_between. symmetry. apply (Xi_length d N a 0 r sup_cost n v V).
Qed.

(** Without reading anything, with certainty, whatever the information is. *)
Theorem B4_constant : forall o n,
  attains o (accurate max_metric (1 # 4) (Xi d N a 0 r sup_cost n)) O (Output (between r)) 1.
Proof. intros o n. constructor 2; [apply between_accurate|qra]. Qed.

Theorem B4_no_network : forall phi, NN d N phi -> ~ same (predictions phi (input d a r O)) (between r).
Proof. exact (between_unpredicted d N a r a_range r_large). Qed.

Theorem B4_below : forall alpha t b, alpha < 1 # 4 ->
  (forall n, success_at_least max_metric (information d a r n) (Xi d N a 0 r sup_cost n) alpha b t) -> b <= 1 # 2.
Proof.
  intros alpha t b L. apply (B2_no_algorithm d N a 0 0 r sup_cost); auto; [apply sup_cost_within|unfold kappa; qra].
Qed.

End SupCost.
