(** * B1: nearly the same training sets, far apart minimisers; B4, B5: what outputs can reach

    For 0 <= delta let T_delta = (z^1, ..., z^r), of width r >= P(N) + 2; T_0 has no tiny print.  Let R be a cost
    function with values in [0, oo], R(v, w) = 0 just for v = w, and R(v, w) <= epshat only if v and w are at
    distance <= eps in the max norm.  Xi(T) is the set of the predictions on T of the networks phi with
    R(phi(T), labels) <= epshat + inf R.

    A2, on costs.  For delta > 0 the network rho(x_2)/delta minimises R on T_delta, whatever R in CF_r is.

    B1.  For delta > 0 the labels are in Xi(T_delta), which lies in their closed eps-ball; every member of Xi(T_0)
    is at distance >= 1/2 from the labels.  So Xi(T_0) and Xi(T_delta) are at distance >= 1/2 - eps, although T_0
    and T_delta differ by delta.

    B5, its analytic half.  Every phi has an L such that its error on T_delta is at least 1/2 - eps - L delta, for
    all delta > 0.

    B4.  For R = the distance and eps = epshat = 0, the vector labels/2 + 1/4 is within 1/4 of Xi(T_delta) and of
    Xi(T_0).

    Idea.  A2 makes the cost 0 on T_delta; B0 keeps every network 1/2 away from the labels on T_0. *)

From Coq Require Import ZArith QArith List Lia Setoid.
From Barriers Require Import OrderedFields Archimedean Networks Classification Alternation Instability StableNetwork.
Import ListNotations.
Open Scope field_scope.

Section Minimisers.
Context {K : archimedean_field}.
Local Notation vector := (vector K).
Local Notation neuron := (neuron K).
Local Notation layer := (layer K).
Local Notation network := (network K).
Local Notation "0" := (@fzero K) : field_scope.
Local Notation "1" := (@fone K) : field_scope.
Local Notation eps := (@eps K).
Local Notation eps_pos := (@eps_pos K).
Local Notation label := (@label K).
Local Notation Qnat := (@Qnat K).
Local Notation Qnat_pos := (@Qnat_pos K).
Local Notation label_range := (@label_range K).
Local Notation label_0_or_1 := (@label_0_or_1 K).
Local Notation distance := (@distance K).
Local Notation same := (@same K).
Add Field K_f : (K_field K) (morphism (of_Q_morph K), constants [f_cst], setoid (K_setoid K) (K_ext K)).

(** ** Objects *)

(** A cost with values in [0, oo] is given by the numbers above its values: [R v w q] says R(v, w) <= q. *)
Definition cost := vector -> vector -> K -> Prop.

(** CF_r *)
Definition cost_function (r : nat) (R : cost) : Prop :=
  forall v w, length v = r -> length w = r ->
    (forall q q', R v w q -> q <= q' -> R v w q') /\ (forall q, R v w q -> 0 <= q) /\ (R v w 0 <-> same v w).

(** CF_r^{eps, epshat} *)
Definition cost_function_within (r : nat) (eps epshat : K) (R : cost) : Prop :=
  cost_function r R /\
  forall v w, length v = r -> length w = r -> R v w epshat -> distance v w <= eps.

Definition predictions (phi : network) (T : list vector) : vector := map (value phi) T.

(** Xi(T): v is what some phi predicts, whose cost is at most epshat more than that of any other network. *)
Definition solution (d : nat) (N : list nat) (R : cost) (epshat : K) (labels : vector) (T : list vector) (v : vector)
  : Prop :=
  exists phi, NN d N phi /\ same v (predictions phi T) /\
    forall phi' q, NN d N phi' -> R (predictions phi' T) labels q -> R (predictions phi T) labels (epshat + q).

Definition training_set (d : nat) (a delta : K) (r : nat) : list vector := map (z_point d a delta) (seq 1 r).
Definition labels (r : nat) : vector := map label (seq 1 r).

(** ** The max norm *)

Lemma distance_le x : forall y q, length x = length y -> 0 <= q ->
  (distance x y <= q <-> Forall2 (fun u v => fabs (u - v) <= q) x y).
Proof.
  induction x as [|u x IH]; intros [|v y] q L Hq; simpl in L; try discriminate;
    [split; [constructor|intros; exact Hq]|].
  cbn [distance]. injection L as L. specialize (IH y q L Hq). split; intros H.
  - constructor; [eapply le_trans; [apply le_max_l|exact H]|]. apply IH.
    eapply le_trans; [apply le_max_r|exact H].
  - inversion_clear H. apply max_lub; [assumption|]. apply IH. assumption.
Qed.

Lemma distance_nonneg x : forall y, 0 <= distance x y.
Proof.
  induction x as [|u x IH]; intros [|v y]; cbn [distance]; try apply le_refl.
  eapply le_trans; [apply IH|apply le_max_r].
Qed.

Lemma distance_triangle x y z : length x = length y -> length y = length z ->
  distance x z <= distance x y + distance y z.
Proof.
  intros L1 L2. pose proof (distance_nonneg x y) as P1. pose proof (distance_nonneg y z) as P2.
  apply distance_le; [congruence|fra|].
  pose proof (proj1 (distance_le x y _ L1 P1) (le_refl _)) as H1.
  pose proof (proj1 (distance_le y z _ L2 P2) (le_refl _)) as H2.
  clear P1 P2 L1 L2. revert H1 H2. generalize (distance x y), (distance y z). intros p q H1. revert z.
  induction H1 as [|u v x y Huv H1 IH]; intros z H2; inversion_clear H2 as [|? w ? z' Hvw H2']; constructor;
    [|apply IH, H2'].
  setoid_replace (u - w) with ((u - v) + (v - w)) by ring. eapply le_trans; [apply abs_triangle|fra].
Qed.

Lemma distance_same x x' y y' : same x x' -> same y y' -> distance x y == distance x' y'.
Proof.
  intros Hx. revert y y'. induction Hx as [|u u' x x' E Hx IH]; intros y y' Hy; [reflexivity|].
  destruct Hy as [|v v' y y' E' Hy]; [reflexivity|]. cbn [distance]. rewrite E, E', (IH _ _ Hy). reflexivity.
Qed.

Lemma distance_sym x : forall y, distance x y == distance y x.
Proof.
  induction x as [|u x IH]; intros [|v y]; try reflexivity. cbn [distance]. rewrite (IH y), abs_minus. reflexivity.
Qed.

Lemma distance_at (F G : nat -> K) k ks : In k ks -> fabs (F k - G k) <= distance (map F ks) (map G ks).
Proof.
  induction ks as [|j ks IH]; intros Hk; [contradiction|]. cbn [map distance].
  destruct Hk as [<-|Hk]; [apply le_max_l|]. eapply le_trans; [apply IH, Hk|apply le_max_r].
Qed.

Lemma distance_maps (F G : nat -> K) ks q : 0 <= q -> (forall k, In k ks -> fabs (F k - G k) <= q) ->
  distance (map F ks) (map G ks) <= q.
Proof.
  intros Hq H. apply distance_le; [rewrite !map_length; reflexivity|exact Hq|].
  induction ks as [|k ks IH]; simpl; constructor; [apply H; left; reflexivity|]. apply IH. intros j Hj. apply H.
  right. exact Hj.
Qed.

Lemma same_sym x y : same x y -> same y x.
Proof. induction 1; constructor; auto. symmetry. assumption. Qed.

Lemma same_length x y : same x y -> length x = length y.
Proof. induction 1; simpl; congruence. Qed.

(** ** Training sets *)

Lemma predictions_on phi d a delta r : predictions phi (training_set d a delta r) =
  map (fun k => value phi (z_point d a delta k)) (seq 1 r).
Proof. unfold predictions, training_set. rewrite map_map. reflexivity. Qed.

Lemma z_point_0 d a k : same (z_point d a 0 k) (x_point d a k).
Proof. constructor; [reflexivity|]. constructor; [ring|apply same_refl]. Qed.

(** T_delta and T_0 differ by at most delta in each coordinate of each point. *)
Theorem B_training_sets_close : forall d a delta n k, $(1 # 2) <= a <= 1 -> 0 <= delta -> (1 <= k <= n)%nat ->
  distance (z_point d a delta k) (z_point d a 0 k) <= delta.
Proof.
  intros d a delta n k Ha Hd Hk. apply distance_le; [reflexivity|exact Hd|]. unfold z_point.
  rewrite (f_x_point d a n k Ha Hk). pose proof (label_range k). constructor; [|constructor].
  - apply abs_le_condition. fra.
  - apply abs_le_condition. fnra.
  - induction (d - 2)%nat; cbn [repeat]; constructor; [apply abs_le_condition; fra|assumption].
Qed.

(** What equals f_a on the training points predicts the labels. *)
Lemma labels_of_points d phi a delta r : $(1 # 2) <= a <= 1 ->
  (forall k, value phi (z_point d a delta k) == f a (z_point d a delta k)) ->
  same (labels r) (predictions phi (training_set d a delta r)).
Proof.
  intros Ha V. rewrite predictions_on. unfold labels.
  assert (G : forall k, In k (seq 1 r) -> label k == value phi (z_point d a delta k)).
  { intros k Hk. apply in_seq in Hk. rewrite V, (f_proper a _ (x_point d a k)) by reflexivity.
    rewrite (f_x_point d a r k Ha ltac:(lia)). reflexivity. }
  induction (seq 1 r) as [|k ks IH]; simpl; constructor; [apply G; left; reflexivity|]. apply IH. intros j Hj.
  apply G. right. exact Hj.
Qed.

(** The network of A2 predicts the labels. *)
Lemma labels_predicted d N a delta r : (2 <= d)%nat -> N <> [] -> Forall (le 1) N -> $(1 # 2) <= a <= 1 -> 0 < delta ->
  exists phi, NN d N phi /\ same (labels r) (predictions phi (training_set d a delta r)).
Proof.
  intros Hd Hne HN Ha Hdelta. destruct (A2_success d N a delta Hd Hne HN Hdelta) as [phi [H [_ V]]].
  exists phi. split; [exact H|]. apply labels_of_points; assumption.
Qed.

(** A2: the one network minimises every cost function on D_delta, among all networks, of any dimensions. *)
Theorem A2_minimises : forall d N a delta r, (2 <= d)%nat -> N <> [] -> Forall (le 1) N -> $(1 # 2) <= a <= 1 ->
  0 < delta ->
  exists phi, NN d N phi /\ (forall x, value phi x == relu (nth 1 x 0) / delta) /\
    forall R psi q, cost_function r R ->
      R (predictions psi (training_set d a delta r)) (labels r) q ->
      R (predictions phi (training_set d a delta r)) (labels r) q.
Proof.
  intros d N a delta r Hd Hne HN Ha Hdelta. destruct (A2_success d N a delta Hd Hne HN Hdelta) as [phi [H [Form V]]].
  exists phi. split; [exact H|]. split; [exact Form|]. intros R psi q C Hq.
  assert (L : forall chi, length (predictions chi (training_set d a delta r)) = r).
  { intros chi. rewrite predictions_on, map_length. apply seq_length. }
  assert (Ll : length (labels r) = r) by (unfold labels; rewrite map_length; apply seq_length).
  destruct (C _ _ (L psi) Ll) as [_ [Pq _]]. destruct (C _ _ (L phi) Ll) as [Up [_ Z]].
  apply (Up 0); [apply Z, same_sym, labels_of_points; assumption|apply Pq, Hq].
Qed.

(** On T_0 every network is 1/2 away from the labels: B0. *)
Lemma far_on_T0 d N phi a r : NN d N phi -> $(1 # 2) <= a <= 1 -> (P N + 2 <= r)%nat ->
  $(1 # 2) <= distance (predictions phi (training_set d a 0 r)) (labels r).
Proof.
  intros H Ha Hr. destruct (B0_error_at_least_half d N phi a r H Ha Hr) as [j [Hj E]].
  rewrite predictions_on. eapply le_trans; [exact E|]. rewrite (f_x_point d a r j Ha Hj).
  rewrite <- (value_same phi _ _ (z_point_0 d a j)).
  apply (distance_at (fun k => value phi (z_point d a 0 k))). apply in_seq. lia.
Qed.

(** ** B1 *)

Section Separation.
Variables (d : nat) (N : list nat) (a delta eps epshat : K) (r : nat) (R : cost).
Hypothesis d_range : (2 <= d)%nat.
Hypothesis N_hidden : N <> [].
Hypothesis N_positive : Forall (le 1) N.
Hypothesis a_range : $(1 # 2) <= a <= 1.
Hypothesis delta_positive : 0 < delta.
Hypothesis r_large : (P N + 2 <= r)%nat.
Hypothesis epshat_nonneg : 0 <= epshat.
Hypothesis R_cost : cost_function_within r eps epshat R.

Let Xi (delta : K) : vector -> Prop := solution d N R epshat (labels r) (training_set d a delta r).

Lemma length_predictions phi delta' : length (predictions phi (training_set d a delta' r)) = r.
Proof. rewrite predictions_on, map_length. apply seq_length. Qed.

Lemma length_labels : length (labels r) = r.
Proof. unfold labels. rewrite map_length. apply seq_length. Qed.

Lemma B1_labels : Xi delta (labels r).
Proof.
  destruct (labels_predicted d N a delta r d_range N_hidden N_positive a_range delta_positive) as [phi [H S]].
  exists phi. split; [exact H|]. split; [exact S|]. intros phi' q H' Hq.
  destruct R_cost as [C _].
  destruct (C _ (labels r) (length_predictions phi delta) length_labels) as [Up [_ [_ Z]]].
  destruct (C _ (labels r) (length_predictions phi' delta) length_labels) as [_ [Pq _]].
  specialize (Pq q Hq). apply (Up 0); [apply Z, same_sym, S|fra].
Qed.

Lemma B1_ball v : Xi delta v -> distance v (labels r) <= eps.
Proof.
  intros [phi [H [S M]]]. rewrite (distance_same v _ (labels r) (labels r) S (same_refl _)).
  destruct R_cost as [C W]. apply W; [apply length_predictions|apply length_labels|].
  destruct (labels_predicted d N a delta r d_range N_hidden N_positive a_range delta_positive) as [phi' [H' S']].
  destruct (C _ (labels r) (length_predictions phi' delta) length_labels) as [_ [_ [_ Z]]].
  destruct (C _ (labels r) (length_predictions phi delta) length_labels) as [Up _].
  apply (Up (epshat + 0)); [|rewrite plus_0_r; apply le_refl]. apply (M phi' 0 H'). apply Z, same_sym, S'.
Qed.

Lemma B1_far v : Xi 0 v -> $(1 # 2) <= distance v (labels r).
Proof.
  intros [phi [H [S _]]]. rewrite (distance_same v _ (labels r) (labels r) S (same_refl _)).
  apply (far_on_T0 d N phi a r); assumption.
Qed.

Lemma B1_gap v w : Xi 0 v -> Xi delta w -> $(1 # 2) - eps <= distance v w.
Proof.
  clear epshat_nonneg. intros Hv Hw. pose proof (B1_far v Hv). pose proof (B1_ball w Hw).
  destruct Hv as [phi [_ [S _]]], Hw as [psi [_ [S' _]]]. apply same_length in S, S'.
  rewrite length_predictions in S, S'.
  pose proof (distance_triangle v w (labels r)) as T. rewrite length_labels in T.
  specialize (T ltac:(congruence) S'). fra.
Qed.
End Separation.

Theorem B1_separation : forall d N a delta eps epshat r R,
  (2 <= d)%nat -> N <> [] -> Forall (le 1) N -> $(1 # 2) <= a <= 1 -> 0 < delta -> (P N + 2 <= r)%nat ->
  0 <= epshat -> cost_function_within r eps epshat R ->
  let Xi delta := solution d N R epshat (labels r) (training_set d a delta r) in
  Xi delta (labels r) /\
  (forall v, Xi delta v -> distance v (labels r) <= eps) /\
  (forall v, Xi 0 v -> $(1 # 2) <= distance v (labels r)) /\
  (forall v w, Xi 0 v -> Xi delta w -> $(1 # 2) - eps <= distance v w).
Proof.
  intros. split; [|split; [|split]].
  - apply (B1_labels d N a delta eps); assumption.
  - apply B1_ball; assumption.
  - apply B1_far; assumption.
  - apply (B1_gap d N a delta eps epshat r R); assumption.
Qed.

(** Xi(T) is not empty if epshat > 0 and some network has a finite cost.  Which network is a member cannot be computed,
    so this is said with two negations, which classical logic drops: from a network that is none, step to one whose cost
    is lower by epshat; costs are >= 0, so this ends. *)
Theorem B_solutions_exist : forall d N a delta epshat r R phi q, 0 < epshat -> cost_function r R -> NN d N phi ->
  R (predictions phi (training_set d a delta r)) (labels r) q ->
  ~ ~ exists v, solution d N R epshat (labels r) (training_set d a delta r) v.
Proof.
  intros d N a delta epshat r R phi q He C H Hq None. set (T := training_set d a delta r) in *.
  assert (Cost : forall psi, (forall p p', R (predictions psi T) (labels r) p -> p <= p' ->
    R (predictions psi T) (labels r) p') /\ forall p, R (predictions psi T) (labels r) p -> 0 <= p).
  { intros psi. destruct (C (predictions psi T) (labels r)) as [Up [Pos _]]; [| |auto].
    - unfold T. rewrite predictions_on, map_length. apply seq_length.
    - unfold labels. rewrite map_length. apply seq_length. }
  assert (Down : forall n, ~ ~ exists psi, NN d N psi /\ R (predictions psi T) (labels r) (q - Qnat n * epshat)).
  { induction n as [|n IH]; intros No.
    - apply No. exists phi. split; [exact H|]. apply (proj1 (Cost phi) q); [exact Hq|]. change (Qnat 0) with 0. fra.
    - apply IH. intros [psi [Hpsi Hc]]. apply None. exists (predictions psi T), psi. split; [exact Hpsi|].
      split; [apply same_refl|]. intros psi' p Hpsi' Hp.
      destruct (lt_le_dec (epshat + p) (q - Qnat n * epshat)) as [L|L]; [|exact (proj1 (Cost psi) _ _ Hc L)].
      exfalso. apply No. exists psi'. split; [exact Hpsi'|]. apply (proj1 (Cost psi') p); [exact Hp|].
      rewrite Qnat_S. fra. }
  set (n := S (Z.to_nat (ceiling (q / epshat)))). apply (Down n). intros [psi [_ Hc]].
  apply (proj2 (Cost psi)) in Hc. pose proof (ceiling_above K (q / epshat)) as Q1.
  assert (Q2 : of_Z (ceiling (q / epshat)) <= Qnat (Z.to_nat (ceiling (q / epshat)))).
  { apply of_Z_le. lia. }
  unfold n in Hc. rewrite Qnat_S in Hc. assert (E : q == q / epshat * epshat) by (field; fra). fnra.
Qed.

(** ** B5, its analytic half: a network that does not know delta errs by 1/2 - eps - Lip(phi) delta *)

Definition e2 (d : nat) : vector := 0 :: 1 :: repeat 0 (d - 2).

Lemma z_point_on_line d a delta n k : $(1 # 2) <= a <= 1 -> (1 <= k <= n)%nat ->
  same (line (x_point d a k) (e2 d) (delta * label k)) (z_point d a delta k).
Proof.
  intros Ha Hk. unfold z_point. rewrite (f_x_point d a n k Ha Hk). simpl.
  constructor; [ring|]. constructor; [ring|apply same_on_line].
Qed.

(** One Lipschitz constant for all training points. *)
Lemma lipschitz_in_delta d N phi a n : NN d N phi -> $(1 # 2) <= a <= 1 ->
  exists L, 0 <= L /\ forall k delta, (1 <= k <= n)%nat -> 0 <= delta ->
    fabs (value phi (z_point d a delta k) - value phi (z_point d a 0 k)) <= L * delta.
Proof.
  intros H Ha. induction n as [|n [L [HL IH]]]; [exists 0; split; [fra|lia]|].
  destruct (A0_continuous d N phi (x_point d a (S n)) (e2 d) H) as [M HK].
  exists (L + fabs M). pose proof (abs_nonneg M). split; [fra|]. intros k delta Hk Hdelta.
  destruct (Nat.eq_dec k (S n)) as [->|Hne]; [|eapply le_trans; [apply IH; [lia|exact Hdelta]|fnra]].
  rewrite <- (value_same phi _ _ (z_point_on_line d a delta (S n) (S n) Ha Hk)).
  rewrite <- (value_same phi _ _ (z_point_on_line d a 0 (S n) (S n) Ha Hk)).
  eapply le_trans; [apply HK|]. pose proof (label_range (S n)) as R. pose proof (le_abs M).
  rewrite abs_pos by fnra. assert (delta * label (S n) - 0 * label (S n) <= delta) by fnra.
  assert (0 <= delta * label (S n) - 0 * label (S n)) by fnra. fnra.
Qed.

Theorem B5_error : forall d N phi a eps epshat r R,
  (2 <= d)%nat -> NN d N phi -> $(1 # 2) <= a <= 1 -> (P N + 2 <= r)%nat ->
  0 <= epshat -> cost_function_within r eps epshat R ->
  exists L, 0 <= L /\ forall delta v, 0 < delta ->
    solution d N R epshat (labels r) (training_set d a delta r) v ->
    $(1 # 2) - eps - L * delta <= distance (predictions phi (training_set d a delta r)) v.
Proof.
  intros d N phi a eps epshat r R Hd H Ha Hr He HR. destruct (lipschitz_in_delta d N phi a r H Ha) as [L [HL HK]].
  exists L. split; [exact HL|]. intros delta v Hdelta Hv. pose proof (proj1 (proj2 H)) as HN.
  pose proof (proj1 (proj2 (proj2 H))) as HP.
  pose proof (B1_ball d N a delta eps epshat r R Hd HN HP Ha Hdelta HR v Hv) as V.
  pose proof (far_on_T0 d N phi a r H Ha Hr) as F.
  destruct Hv as [psi [_ [S _]]]. apply same_length in S. rewrite length_predictions in S.
  set (p := predictions phi (training_set d a delta r)). set (p_0 := predictions phi (training_set d a 0 r)) in *.
  assert (Lp : length p = r) by apply length_predictions. assert (Lp_0 : length p_0 = r) by apply length_predictions.
  pose proof (length_labels r) as Ll.
  assert (D : distance p_0 p <= L * delta).
  { rewrite distance_sym. unfold p, p_0. rewrite !predictions_on. apply distance_maps; [fnra|].
    intros k Hk. apply in_seq in Hk. apply HK; [lia|fra]. }
  pose proof (distance_triangle p_0 p (labels r) ltac:(congruence) ltac:(congruence)).
  pose proof (distance_triangle p v (labels r) ltac:(congruence) ltac:(congruence)). fra.
Qed.

(** ** B4, the constant *)

Definition sup_cost : cost := fun v w q => distance v w <= q.

Lemma sup_cost_within r : cost_function_within r 0 0 sup_cost.
Proof.
  split; [|intros v w _ _ H; exact H]. intros v w Lv Lw. unfold sup_cost. split; [intros; fra|]. split.
  - intros q H. pose proof (distance_nonneg v w). fra.
  - rewrite distance_le by (try congruence; fra). split; intros H.
    + induction H as [|u u' x y E H IH] in Lv, Lw, r |- *; constructor.
      * apply abs_le_condition in E. fra.
      * destruct r; [discriminate|]. injection Lv as Lv. injection Lw as Lw. exact (IH r Lv Lw).
    + clear Lv Lw. induction H as [|u u' x y E H IH]; constructor; [rewrite E; apply abs_le_condition; fra|exact IH].
Qed.

Definition between (r : nat) : vector := map (fun k => label k / $2 + $(1 # 4)) (seq 1 r).

Lemma halved k : label k / $2 == $(1 # 2) * label k.
Proof. field. fra. Qed.

Theorem B4_quarter : forall d N a delta r,
  (2 <= d)%nat -> N <> [] -> Forall (le 1) N -> $(1 # 2) <= a <= 1 -> 0 < delta -> (P N + 2 <= r)%nat ->
  let Xi delta := solution d N sup_cost 0 (labels r) (training_set d a delta r) in
  (exists v, Xi delta v /\ distance (between r) v <= $(1 # 4)) /\
  (exists v, Xi 0 v /\ distance (between r) v <= $(1 # 4)).
Proof.
  intros d N a delta r Hd Hne HN Ha Hdelta Hr Xi. split.
  - exists (labels r). split; [apply (B1_labels d N a delta 0); auto; [fra|apply sup_cost_within]|].
    apply distance_maps; [fra|]. intros k _. apply abs_le_condition.
    pose proof (label_range k). pose proof (halved k). fra.
  - destruct (B0_half_attained d N a r ltac:(lia) Hne HN Ha) as [phi [H [V W]]].
    exists (predictions phi (training_set d a 0 r)). split.
    + exists phi. split; [exact H|]. split; [apply same_refl|]. intros phi' q H' E. unfold sup_cost in *.
      pose proof (far_on_T0 d N phi' a r H' Ha Hr). simpl.
      assert (distance (predictions phi (training_set d a 0 r)) (labels r) <= $(1 # 2)); [|fra].
      rewrite predictions_on. apply distance_maps; [fra|]. intros k Hk. apply in_seq in Hk.
      rewrite (value_same phi _ _ (z_point_0 d a k)), <- (f_x_point d a r k Ha ltac:(lia)), W by lia. fra.
    + rewrite predictions_on. apply distance_maps; [fra|]. intros k _. rewrite V. apply abs_le_condition.
      pose proof (label_range k). pose proof (halved k). fra.
Qed.
End Minimisers.
Arguments cost : clear implicits.
