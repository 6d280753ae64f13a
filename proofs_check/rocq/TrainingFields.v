(** * B2-B5, and X1 for networks, over every Archimedean ordered field

    The family of Training.v with numbers of an Archimedean ordered field K; the algorithms are general ones
    (GeneralAlgorithms.v) over any probability space, with probabilities in any ordered field F.

    Idea.  B2 is J.  B3: the two outputs of a coin are right about T_0 and about the others.  B5: each network that the
    algorithm outputs on T_0 is wrong on T_{delta_n} from some n on; the outcomes on which it is from n = m on grow with
    m, and have in the end almost the probability of halting on T_0 ([eventually_failure]). *)

From Coq Require Import QArith List Lia PeanoNat.
From Barriers Require Import OrderedFields Archimedean ProbabilitySpaces Algorithms GeneralAlgorithms GeneralFields.
From Barriers Require Import Entries Networks Classification Minimisers Training.
Import ListNotations.
Open Scope field_scope.

(** ** What is right about the limit is wrong about the members in the end *)

Section Eventually.
Context {F : ordered_field} (P : probability_space F) {D : oracle -> Prop} {M : Type}.
Variables (answers : nat -> oracle) (right : nat -> M -> Prop).
Hypothesis answers_occur : forall n, D (answers n).
Hypothesis answered_alike : forall m n, (m < n)%nat -> agree m (answers O) (answers n).

(** Wrong about all members from the index [m] on. *)
Definition wrong_from (m : nat) (x : M) : Prop := forall n, (m <= n)%nat -> ~ right n x.

Hypothesis eventually_wrong : forall x, exists m, wrong_from m x.
Variable A : general_algorithm D (outcome P) M.
Hypothesis wrong_events : forall m, event P (ends_by m A (answers O) (wrong_from m)).
Implicit Types b e h p : F.

Lemma eventually_failure h e : at_least P (ends A (answers O) (fun _ => True)) h -> 0 < e ->
  exists n0, forall n, (n0 <= n)%nat -> forall p, at_least P (ends A (answers n) (right n)) p -> p <= 1 - h + e.
Proof.
  intros H He. destruct (at_least_limit P (fun m => ends_by m A (answers O) (wrong_from m)) h e wrong_events) as [m B].
  - intros m w (x & r & X & W & L). exists x, r. split; [exact X |].
    split; [intros n Hn; apply W; lia | intros k n I; specialize (L k n I); lia].
  - revert H. apply at_least_within; [| apply le_refl]. intros w (x & r & X & _).
    destruct (eventually_wrong x) as [m1 W]. destruct (some_level r) as [m2 L]. exists (Nat.max m1 m2), x, r.
    split; [exact X |]. split; [intros n Hn; apply W; lia | intros k n I; specialize (L k n I); lia].
  - exact He.
  - exists (S m). intros n Hn p C. assert (h - e + p <= 1); [| fra].
    apply (J_general_sum P A (answers O) (answers n) (wrong_from m) (right n) m); auto.
    intros x W. apply W. lia.
Qed.

Lemma eventually_bound h b : at_least P (ends A (answers O) (fun _ => True)) h ->
  (forall n, (1 <= n)%nat -> at_least P (ends A (answers n) (right n)) b) -> b <= 1 - h.
Proof.
  intros H B. destruct (lt_le_dec (1 - h) b) as [L |]; [| assumption].
  destruct (eventually_failure h ($(1 # 2) * (b - (1 - h))) H) as [n0 N]; [fra |].
  specialize (N (Nat.max 1 n0) (Nat.le_max_r _ _) b (B (Nat.max 1 n0) (Nat.le_max_l _ _))). fra.
Qed.

Lemma eventually_half b : (forall n, at_least P (ends A (answers n) (right n)) b) -> b <= $(1 # 2).
Proof.
  intros B. assert (b <= 1 - b); [| fra]. apply (eventually_bound b b); [| intros n _; apply B].
  generalize (B O). apply at_least_within; [| apply le_refl]. intros w. apply ends_weaken. auto.
Qed.
End Eventually.

(** ** Algorithms that read nothing *)

Section Unread.
Context {D : oracle -> Prop} {W M : Type}.

(** The output [x] on every outcome; [x] where H holds, and [y] where it does not. *)
Definition constantly (x : M) : general_algorithm D W M.
Proof.
  refine {| halts := fun w o z read => z = x /\ read = [] |}.
  - intros w o z z' read read' _ [E _] [E' _]. congruence.
  - intros w o o' z read _ _ _ H. exact H.
Defined.

Definition coin_of (H : W -> Prop) (x y : M) : general_algorithm D W M.
Proof.
  refine {| halts := fun w o z read => (H w /\ z = x \/ ~ H w /\ z = y) /\ read = [] |}.
  - intros w o z z' read read' _ [[[A E] | [A E]] _] [[[B G] | [B G]] _]; try contradiction; congruence.
  - intros w o o' z read _ _ _ X. exact X.
Defined.

Lemma constantly_ends (x : M) o G w : ends (constantly x) o G w <-> G x.
Proof.
  split; [intros (z & r & [-> _] & H); exact H |]. intros H. exists x, []. split; [split; reflexivity | exact H].
Qed.
End Unread.

Section Coin.
Context {F : ordered_field} (P : probability_space F) {D : oracle -> Prop} {M : Type}.

(** Of two outputs just one is right: the coin is right with probability 1/2. *)
Lemma coin_half (H : outcome P -> Prop) (x y : M) (o : oracle) G : Pr P H ($(1 # 2)) ->
  (G x /\ ~ G y) \/ (~ G x /\ G y) ->
  let success := ends (coin_of (D := D) H x y) o G in at_least P success $(1 # 2) /\ at_most P success $(1 # 2).
Proof.
  intros HH C success. destruct (Pr_complement P H _ HH) as (s & S & E).
  assert (X : forall w, G x -> H w -> success w).
  { intros w Gx Hw. exists x, []. split; [split; [left; auto | reflexivity] | exact Gx]. }
  assert (Y : forall w, G y -> ~ H w -> success w).
  { intros w Gy Hw. exists y, []. split; [split; [right; auto | reflexivity] | exact Gy]. }
  destruct C as [[C N] | [N C]].
  - split; [exists H, $(1 # 2); split; [exact HH | split; [auto | apply le_refl]] |]. intros p L.
    apply (at_least_event P H p $(1 # 2) HH). revert L. apply at_least_within; [| apply le_refl].
    intros w (z & r & [[[Hw ->] | [_ ->]] _] & Z); [exact Hw | contradiction].
  - split; [exists (fun w => True /\ ~ H w), s; split; [exact S | split; [intros w [_ Hw]; auto | fra]] |].
    intros p L. assert (p <= s); [| fra]. apply (at_least_event P (fun w => True /\ ~ H w) p s S). revert L.
    apply at_least_within; [| apply le_refl].
    intros w (z & r & [[[_ ->] | [Hw ->]] _] & Z); [contradiction | split; [exact I | exact Hw]].
Qed.
End Coin.

(** ** The family *)

(** Vectors of the same length with the max norm. *)
Definition max_norm {K : archimedean_field} : metric_over K (vector K).
Proof.
  refine {| close_by := fun x (q : K) y => length x = length y /\ distance x y <= q |}.
  - intros x q y [L B]. split; [congruence |]. rewrite distance_sym. exact B.
  - intros x p y q z [L B] [L' B']. split; [congruence |]. pose proof (distance_triangle x y z L L'). fra.
Defined.

Section Training.
Context {K : archimedean_field}.
Variables (d : nat) (N : list nat) (a close epshat : K) (r : nat) (R : cost K).
Hypothesis d_range : (2 <= d)%nat.
Hypothesis N_hidden : N <> [].
Hypothesis N_positive : Forall (le 1) N.
Hypothesis a_range : $(1 # 2) <= a <= 1.
Hypothesis r_large : (P N + 2 <= r)%nat.
Hypothesis epshat_nonneg : 0 <= epshat.
Hypothesis R_cost : cost_function_within r close epshat R.

(** The information of J about this family, and being right about an input. *)
Definition answers : nat -> oracle := jump_answers nat (coordinate d a r) (fun n => n) Some.
Definition within_Xi (alpha : K) (n : nat) : vector K -> Prop := within_of max_norm alpha (Xi d N a epshat r R n).

Let D := given answers (fun _ => True).

Lemma training_close n k : (1 <= n)%nat ->
  fabs (coordinate d a r n k - coordinate d a r O k) <= of_Q (power (1 # 4) n).
Proof. intros Hn. rewrite <- quarter_power. apply (coordinate_close d a r a_range n k Hn). Qed.

Lemma training_apart n : (1 <= n)%nat ->
  at_distance max_norm (kappa close) (Xi d N a epshat r R n) (Xi d N a epshat r R O).
Proof.
  intros Hn v w q V W [_ B]. apply (le_trans _ (distance v w)); [| exact B].
  apply (Xi_gap d N a close epshat r R d_range a_range r_large R_cost N_hidden N_positive n v w Hn V W).
Qed.

Lemma training_alike m n : (m < n)%nat -> agree m (answers O) (answers n).
Proof. apply (field_answered_alike nat (coordinate d a r) (fun n => n) Some). reflexivity. Qed.

Lemma training_occur n : D (answers n).
Proof. exists n. auto. Qed.

Theorem B2_fields_admissible n : answers_about (coordinate d a r n) (answers n).
Proof.
  apply (J_fields_admissible nat (coordinate d a r) (fun n => n) Some); [intros i j E; congruence |].
  apply training_close.
Qed.

Context {F : ordered_field} (space : probability_space F).

(** B2. *)
Theorem B2_fields alpha (A : general_algorithm (given answers (fun _ => True)) (outcome space) (vector K)) (b : F) :
  $2 * alpha < kappa close ->
  (forall m, event space (ends_by m A (answers O) (within_Xi alpha O))) ->
  (forall n, at_least space (ends A (answers n) (within_Xi alpha n)) b) -> b <= $(1 # 2).
Proof.
  intros L. apply (J_fields max_norm nat (coordinate d a r) (Xi d N a epshat r R) (fun n => n) Some (kappa close)
    ltac:(reflexivity) training_apart alpha L).
Qed.

(** B3: a coin between the labels and a member of Xi(T_0), whatever is answered. *)
Lemma training_far n v0 alpha : 0 <= alpha < kappa close -> Xi d N a epshat r R O v0 ->
  (within_Xi alpha n (labels r) /\ ~ within_Xi alpha n v0) \/ (~ within_Xi alpha n (labels r) /\ within_Xi alpha n v0).
Proof.
  intros [A0 A1] V0. assert (Near : forall m v, Xi d N a epshat r R m v -> within_Xi alpha m v).
  { intros m v V e He. exists v. split; [exact V |]. split; [reflexivity |].
    apply distance_le; [reflexivity | fra |]. clear V. induction v as [| u v IH]; constructor; [| exact IH].
    apply abs_le_condition. fra. }
  assert (Far : forall (S : vector K -> Prop) v, (forall w, S w -> kappa close <= distance v w) ->
    ~ within_of max_norm alpha S v).
  { intros S v G W. destruct (W ($(1 # 2) * (kappa close - alpha))) as (w & Sw & _ & B); [fra |].
    specialize (G w Sw). fra. }
  pose proof (Xi_gap d N a close epshat r R d_range a_range r_large R_cost N_hidden N_positive) as Gap.
  pose proof (fun n => Xi_labels d N a close epshat r R d_range a_range R_cost N_hidden N_positive n epshat_nonneg)
    as Lab.
  destruct n as [| n]; [right | left]; split.
  - apply Far. intros w W. apply (Gap 1%nat (labels r) w (le_n 1) (Lab 1%nat (le_n 1)) W).
  - apply Near, V0.
  - apply Near, Lab. lia.
  - apply Far. intros w W. rewrite distance_sym. apply (Gap (S n) w v0 ltac:(lia) W V0).
Qed.

Theorem B3_fields alpha (H : outcome space -> Prop) v0 (o : oracle) n : 0 <= alpha < kappa close ->
  Xi d N a epshat r R O v0 -> Pr space H $(1 # 2) ->
  let success := ends (coin_of (D := D) H (labels r) v0) o (within_Xi alpha n) in
  at_least space success $(1 # 2) /\ at_most space success $(1 # 2).
Proof. intros L V0 HH. apply coin_half; [exact HH | apply (training_far n v0 alpha L V0)]. Qed.

(** B5: the algorithm outputs networks of the architecture. *)
Definition network_of := {phi : network K | NN d N phi}.

Definition predicts_within (alpha : K) (n : nat) (phi : network_of) : Prop :=
  within_Xi alpha n (predictions (proj1_sig phi) (input d a r n)).

Lemma networks_wrong alpha phi : alpha < kappa close -> exists m, wrong_from (predicts_within alpha) m phi.
Proof.
  intros L. destruct phi as [phi H].
  destruct (far_at_last d N a close epshat r R d_range a_range r_large R_cost phi alpha H epshat_nonneg L)
    as (e & m & He & Far).
  exists m. intros n Hn W. destruct (W e He) as (v & V & _ & B). specialize (Far n Hn v V). simpl in *. fra.
Qed.

Section Outputs.
Variables (alpha : K) (A : general_algorithm (given answers (fun _ => True)) (outcome space) network_of).
Hypothesis alpha_small : alpha < kappa close.
Hypothesis wrong_events : forall m, event space (ends_by m A (answers O) (wrong_from (predicts_within alpha) m)).

Theorem B5_fields_failure (h e : F) : at_least space (ends A (answers O) (fun _ => True)) h -> 0 < e ->
  exists n0, forall n, (n0 <= n)%nat -> forall p,
    at_least space (ends A (answers n) (predicts_within alpha n)) p -> p <= 1 - h + e.
Proof.
  apply (eventually_failure space answers (predicts_within alpha) training_occur training_alike
    (fun phi => networks_wrong alpha phi alpha_small) A wrong_events).
Qed.

Theorem B5_fields_half (b : F) :
  (forall n, at_least space (ends A (answers n) (predicts_within alpha n)) b) -> b <= $(1 # 2).
Proof.
  apply (eventually_half space answers (predicts_within alpha) training_occur training_alike
    (fun phi => networks_wrong alpha phi alpha_small) A wrong_events).
Qed.

Theorem B5_fields_zero (b : F) : at_least space (ends A (answers O) (fun _ => True)) 1 ->
  (forall n, (1 <= n)%nat -> at_least space (ends A (answers n) (predicts_within alpha n)) b) -> b <= 0.
Proof.
  intros H B. assert (b <= 1 - 1); [| fra].
  apply (eventually_bound space answers (predicts_within alpha) training_occur training_alike
    (fun phi => networks_wrong alpha phi alpha_small) A wrong_events 1 b H B).
Qed.
End Outputs.

(** X1 for networks. *)
Section Flags.
Variables (alpha : K) (t : general_algorithm (given answers (fun _ => True)) unit network_of).
Variable E : general_algorithm (given answers (fun _ => True)) (outcome space) bool.
Hypothesis alpha_small : alpha < kappa close.
Let flag n := general_flag t (answers n) (predicts_within alpha n).
Hypothesis checked : forall m, event space (ends_by m E (answers O) (flag O)).

Theorem X1_fields_networks_above (b : F) : $(1 # 2) < b ->
  (forall n, at_least space (ends E (answers n) (flag n)) b) ->
  flag O false /\ exists n0, forall n, (n0 <= n)%nat -> flag n false.
Proof.
  apply (flags_above space answers (predicts_within alpha) t E training_occur training_alike checked).
  intros phi _. apply networks_wrong, alpha_small.
Qed.

Theorem X1_fields_networks (b : F) : flag O true \/ infinitely_often (fun n => flag n true) ->
  (forall n, at_least space (ends E (answers n) (flag n)) b) -> b <= $(1 # 2).
Proof.
  intros H C. destruct (lt_le_dec ($(1 # 2)) b) as [L |]; [| assumption]. exfalso.
  destruct (X1_fields_networks_above b L C) as [R0 [n0 N0]].
  destruct H as [H | H]; [exact (R0 H) |]. destruct (H n0) as (n & Hn & Y). exact (N0 n Hn Y).
Qed.
End Flags.
End Training.

(** ** B4: the sup cost, eps = epshat = 0 *)

Section SupCost.
Context {K : archimedean_field}.
Variables (d : nat) (N : list nat) (a : K) (r : nat).
Hypothesis d_range : (2 <= d)%nat.
Hypothesis N_hidden : N <> [].
Hypothesis N_positive : Forall (le 1) N.
Hypothesis a_range : $(1 # 2) <= a <= 1.
Hypothesis r_large : (P N + 2 <= r)%nat.
Let right (alpha : K) (n : nat) := within_Xi d N a 0 r sup_cost alpha n.

(** Without reading anything, on every outcome, whatever is answered. *)
Theorem B4_fields_constant (D : oracle -> Prop) (W : Type) (w : W) (o : oracle) n :
  ends (constantly (D := D) (between r)) o (right $(1 # 4) n) w.
Proof.
  apply constantly_ends. assert (G : forall m, (1 <= m)%nat ->
    (exists v, Xi d N a 0 r sup_cost m v /\ distance (between r) v <= $(1 # 4)) /\
    (exists v, Xi d N a 0 r sup_cost O v /\ distance (between r) v <= $(1 # 4))).
  { intros m Hm. apply (B4_quarter d N a (step r m) r); auto. apply step_positive, Hm. }
  assert (E : exists v, Xi d N a 0 r sup_cost n v /\ distance (between r) v <= $(1 # 4)).
  { destruct n as [| n]; [apply (G 1%nat), le_n | apply (G (S n)); lia]. }
  destruct E as (v & V & B). intros e He. exists v. split; [exact V |].
  split; [rewrite (Xi_length d N a 0 r sup_cost n v V); unfold between; rewrite map_length; apply seq_length | fra].
Qed.

Theorem B4_fields_no_network phi : NN d N phi -> ~ same (predictions phi (input d a r O)) (between r).
Proof. apply (between_unpredicted d N a r a_range r_large). Qed.

Theorem B4_fields_below alpha (F : ordered_field) (space : probability_space F)
    (A : general_algorithm (given (answers d a r) (fun _ => True)) (outcome space) (vector K)) (b : F) :
  alpha < $(1 # 4) -> (forall m, event space (ends_by m A (answers d a r O) (right alpha O))) ->
  (forall n, at_least space (ends A (answers d a r n) (right alpha n)) b) -> b <= $(1 # 2).
Proof.
  intros L. apply (B2_fields d N a 0 0 r sup_cost); auto; [apply sup_cost_within | unfold kappa; fra].
Qed.
End SupCost.
