(** * Mutants of B2-B5: training sets without tiny print, or of points that a network can tell apart

    Where the tiny print is not seen (d = 1), or is not there (a = 0), all inputs have the solutions of T_0.  The widest
    network of one hidden layer that one training set allows predicts the labels of five points exactly.  Against
    constants: the vector between the labels and 1/2, a coin, an algorithm that looks for the tiny print. *)

From Coq Require Import ZArith QArith Qabs List Lia Lqa PeanoNat.
From Barriers Require Import OrderedFields Archimedean Algorithms Probability Computation Sharpness.
From Barriers Require Import Entries Networks Classification Alternation Instability StableNetwork Minimisers Training.
From Mutants Require Import Verdicts AnyLevel AnyLevelMinimisers Instances RefuteMinimisers.
Import ListNotations.
Open Scope Q_scope.

Canonical Structure Q_field.

Local Notation Xi_of := (@Training.Xi K).

(** ** What holds: for all a > 0, and where nothing has to be asked of the widths *)

Lemma success_as {M} (g : metric M) o S alpha b c t :
  c <= b -> success_at_least g o S alpha b t -> success_at_least g o S alpha c t.
Proof. intros L A e He. destruct (A e He) as [n B]. exists n. apply (attains_less _ _ _ _ _ _ B). lra. Qed.

(** Who succeeds with some probability has something to output. *)
Lemma some_output {M} o (G : M -> Prop) n t p : attains o G n t p -> 0 < p -> exists x, G x.
Proof.
  intros A. induction A as [t p L | x p Gx L | a b p q r _ IHa _ IHb L | k l next p L _ IH]; intros P;
    [lra | eauto | | auto].
  destruct (Qlt_le_dec 0 p); [auto |]. apply IHb. lra.
Qed.
Lemma some_solution d N a epshat r R n v : Xi_of d N a epshat r R n v -> (1 <= d)%nat /\ N <> [] /\ Forall (le 1) N.
Proof. intros (phi & (H1 & H2 & H3 & _) & _). auto. Qed.
Lemma success_solves d N a epshat r R n o alpha b t : 0 < b ->
  success_at_least max_metric o (Xi_of d N a epshat r R n) alpha b t -> exists v, Xi_of d N a epshat r R n v.
Proof.
  intros B A. destruct (A ((1 # 2) * b) ltac:(lra)) as [m A']. apply some_output in A' as [x A']; [| lra].
  destruct (A' 1 eq_refl) as (v & V & _). eauto.
Qed.

(** J for outputs that are not right about the limit and a member, for whatever reason. *)
Lemma jump_half {M} (g : metric M) (f : nat -> nat -> Q) (S : nat -> M -> Prop) alpha t b :
  (forall n x, (1 <= n)%nat -> accurate g alpha (S O) x -> accurate g alpha (S n) x -> False) ->
  (forall n, success_at_least g (jump_information f n) (S n) alpha b t) -> b <= 1 # 2.
Proof.
  intros E B. apply Qnot_lt_le; intros C. destruct (above_half _ _ t b C (B O)) as [m N].
  apply (N (jump_information f (Datatypes.S m)) (accurate g alpha (S (Datatypes.S m)))); [| | apply B].
  - apply (as_limit_agrees (f O) (f (Datatypes.S m)) (Datatypes.S m) m). lia.
  - intros x. apply E. lia.
Qed.

Lemma small r n : (fzero <= Training.step (K := K) r n <= quarter n)%F.
Proof. apply (step_small (K := K) 1 r). split; discriminate. Qed.
Lemma quarter_power n : @quarter K n == power (1 # 4) n.
Proof. induction n as [| n IH]; [reflexivity |]. cbn [power]. rewrite <- IH. reflexivity. Qed.

Section Any.
Variables (d : nat) (N : list nat) (a close epshat : Q) (r : nat) (R : cost K).
Hypothesis r_large : (P N + 2 <= r)%nat.
Hypothesis R_cost : cost_function_within r close epshat R.
Local Notation Xi := (@Training.Xi K d N a epshat r R).
Local Notation kappa := (@Training.kappa K close).

Lemma apart_any n : (2 <= d)%nat -> 0 < a -> (1 <= n)%nat -> apart max_metric kappa (Xi n) (Xi O).
Proof.
  intros Hd Ha Hn v w q V W [_ D]. destruct (some_solution _ _ _ _ _ _ _ _ V) as (_ & N1 & N2).
  pose proof (gap_any (K := K) d N a (Training.step (K := K) r n) close epshat r R Hd N1 N2 Ha (step_positive r n Hn)
    R_cost w v r_large W V) as G.
  rewrite (distance_sym (K := K)) in G. exact (Qle_trans _ _ _ G D).
Qed.

Lemma excluded_any alpha n x : (2 <= d)%nat -> 0 < a -> 2 * alpha < kappa \/ 3 * alpha < kappa -> (1 <= n)%nat ->
  accurate max_metric alpha (Xi O) x -> accurate max_metric alpha (Xi n) x -> False.
Proof.
  intros Hd Ha [L | L] Hn X0 X; pose proof (apart_any n Hd Ha Hn) as A.
  - exact (accurate_not_both _ _ _ _ _ _ A L X X0).
  - destruct (Qlt_le_dec alpha 0) as [C | C]; [| apply (accurate_not_both max_metric kappa alpha (Xi n) (Xi O) x A);
    [lra | exact X | exact X0]].
    destruct (X ((1 # 2) * - alpha) ltac:(lra)) as (v & _ & _ & D). pose proof (distance_nonneg (K := K) x v). in_Q.
      lra.
Qed.

Lemma no_algorithm_any alpha t b : (2 <= d)%nat -> 0 < a -> 2 * alpha < kappa \/ 3 * alpha < kappa ->
  (forall n, success_at_least max_metric (information d a r n) (Xi n) alpha b t) -> b <= 1 # 2.
Proof. intros Hd Ha L. apply (jump_half max_metric (coordinate d a r) Xi). intros n x. apply excluded_any; assumption.
  Qed.

Lemma tape_any alpha (t : algorithm (vector K)) n steps w v read : (2 <= d)%nat -> 0 < a ->
  2 * alpha < kappa \/ 3 * alpha < kappa -> run steps w (information d a r O) t = Some (v, read) ->
  (forall k l x, In (k, l, x) read -> (l <= n)%nat) ->
  run steps w (information d a r (S n)) t = Some (v, read) /\
  ~ (accurate max_metric alpha (Xi O) v /\ accurate max_metric alpha (Xi (S n)) v).
Proof.
  intros Hd Ha L Hr B. split.
  - apply (same_run (information d a r O) _ n); [| exact Hr | exact B].
    apply (as_limit_agrees (coordinate d a r O) (coordinate d a r (S n)) (S n) n). lia.
  - intros [X0 X]. apply (excluded_any alpha (S n) v); auto. lia.
Qed.

(** Labels are no solutions on T_0, and neither on what looks like it. *)
Lemma far_from alpha n : alpha < kappa -> (forall v, Xi n v -> $(1 # 2) <= distance v (labels r))%F -> 0 <= epshat ->
  ~ accurate max_metric alpha (Xi n) (labels r).
Proof.
  intros L F He A. destruct (A ((1 # 2) * (kappa - alpha))) as (w & W & _ & C); [unfold Training.kappa in *; in_Q;
    lra |].
  pose proof (F w W) as B. rewrite (distance_sym (K := K)) in B.
  destruct R_cost as [C1 C2]. assert (D : (distance (labels r) (labels r) <= close)%F).
  { apply C2; try apply length_labels. apply (proj1 (C1 _ _ (length_labels r) (length_labels r)) fzero epshat);
    [| exact He].
    apply (C1 _ _ (length_labels r) (length_labels r)), same_refl. }
  pose proof (distance_nonneg (K := K) (labels r) (labels r)) as E. unfold Training.kappa in *. revert B C D E.
  generalize (distance (K := K) (labels r) w), (distance (K := K) (labels r) (labels r)). intros p q. intros. in_Q. lra.
Qed.

(** B5, for all a > 0 and epshat: for epshat < 0 nothing is a solution on the members. *)
Lemma at_last_wrong alpha (phi : architecture d N) : (2 <= d)%nat -> 0 < a -> alpha < kappa ->
  exists n0, forall n, (n0 <= n)%nat -> ~ network_accurate d N a epshat r R alpha n phi.
Proof.
  intros Hd Ha L. destruct phi as [phi H]. unfold network_accurate. cbn [proj1_sig].
  destruct (error_any (K := K) d N phi a close epshat r R fone Hd H Ha r_large R_cost) as (M & _ & M0 & Err).
  set (s := (1 # 3) * (kappa - alpha) * / (M + 1)).
  assert (M1 : 0 < M + 1) by (in_Q; lra).
  assert (Es : (M + 1) * s == (1 # 3) * (kappa - alpha)) by (unfold s; field; lra).
  assert (Hs : 0 < s). { unfold s. assert (0 < / (M + 1)) by (apply Qinv_lt_0_compat; lra). nra. }
  clearbody s. destruct (power_half_vanishes s Hs) as [n0 Hn0]. exists (S n0). intros n Hn A.
  destruct (A ((1 # 3) * (kappa - alpha)) ltac:(lra)) as (v & V & _ & D).
  pose proof (Err (Training.step (K := K) r n) v (step_positive (K := K) r n ltac:(lia)) V) as Far.
    fold (input (K := K) d a r n) in Far.
  pose proof (small r n) as St.
  assert (Q4 : @quarter K n <= power (1 # 2) n0).
  { rewrite (quarter_power n). pose proof (power_quarter_half n ltac:(lia)). pose proof (power_half_decreases n0 (S n)
    ltac:(lia)). lra. }
  revert Far D St Q4. generalize (distance (K := K) (predictions phi (input (K := K) d a r n)) v), (@Training.step K r
    n), (@quarter K n).
  unfold Training.kappa in *. intros p q u. intros. in_Q. assert (M * q <= M * s) by nra. lra.
Qed.

Lemma failure_any alpha (t : algorithm (architecture d N)) m h : (2 <= d)%nat -> 0 < a -> alpha < kappa ->
  attains (information d a r O) (fun _ => True) m t h ->
  exists n0, forall n, (n0 <= n)%nat -> forall m' p,
    attains (information d a r n) (network_accurate d N a epshat r R alpha n) m' t p -> p <= 1 - h.
Proof.
  intros Hd Ha L A.
  destruct (coupling_eventually _ _ (network_accurate d N a epshat r R alpha) m t h A) as [n0 Hn0].
  - intros phi _. apply at_last_wrong; assumption.
  - exists (Nat.max (S m) n0). intros n Hn m' p B. destruct n as [| n]; [lia |].
    assert (h + p <= 1); [| lra]. apply (Hn0 (S n) ltac:(lia) (information d a r (S n)) m' p); [| exact B].
    apply (as_limit_agrees (coordinate d a r O) (coordinate d a r (S n)) (S n) m). lia.
Qed.

Lemma from_halting alpha t h b k : (2 <= d)%nat -> 0 < a -> alpha < kappa ->
  probability_at_least (information d a r O) (fun _ => True) h t ->
  (forall n, (k <= n)%nat -> probability_at_least (information d a r n) (network_accurate d N a epshat r R alpha n) b t)
    ->
  b <= 1 - h.
Proof.
  intros Hd Ha L A B. apply Qnot_lt_le; intros C. set (e := (1 # 3) * (b - (1 - h))).
  assert (He : 0 < e) by (unfold e; lra). destruct (A e He) as [m A'].
  destruct (failure_any alpha t m _ Hd Ha L A') as [n0 F].
  destruct (B (Nat.max k n0) (Nat.le_max_l _ _) e He) as [m' B'].
  apply (F (Nat.max k n0) (Nat.le_max_r _ _) m') in B'. unfold e in *. lra.
Qed.
Lemma half_for_networks alpha t b : (2 <= d)%nat -> 0 < a -> alpha < kappa ->
  (forall n, probability_at_least (information d a r n) (network_accurate d N a epshat r R alpha n) b t) -> b <= 1 # 2.
Proof.
  intros Hd Ha L B. assert (b <= 1 - b); [| lra]. apply (from_halting alpha t b b O Hd Ha L); [| intros n _; apply B].
  intros e He. destruct (B O e He) as [m A]. exists m. revert A. apply attains_weaken; auto.
Qed.
Lemma zero_for_networks alpha t b k : (2 <= d)%nat -> 0 < a -> alpha < kappa -> halts_almost_surely (information d a r
  O) t ->
  (forall n, (k <= n)%nat -> probability_at_least (information d a r n) (network_accurate d N a epshat r R alpha n) b t)
    ->
  b <= 0.
Proof. intros Hd Ha L A B. assert (b <= 1 - 1); [apply (from_halting alpha t 1 b k Hd Ha L A B) | lra]. Qed.
End Any.

Lemma coin_any d N (a close epshat : Q) r (R : cost K) alpha v0 (o : oracle) n : (P N + 2 <= r)%nat ->
  cost_function_within r close epshat R -> 0 < a -> 0 <= epshat -> 0 <= alpha < Training.kappa (K := K) close ->
  Xi_of d N a epshat r R O v0 ->
  success_at_least max_metric o (Xi_of d N a epshat r R n) alpha (1 # 2) (coin (labels r) v0) /\
  forall m p, attains o (accurate max_metric alpha (Xi_of d N a epshat r R n)) m (coin (labels r) v0) p -> p <= 1 # 2.
Proof.
  set (X := fun n => Xi_of d N a epshat r R n). change (Xi_of d N a epshat r R O v0) with (X O v0).
  change (Xi_of d N a epshat r R n) with (X n).
  intros r_large R_cost Ha He [A0 A1] V0. destruct (some_solution _ _ _ _ _ _ _ _ V0) as (Hd & N1 & N2).
  assert (F0 : forall v, X O v -> ($(1 # 2) <= distance v (labels r))%F).
  { intros v. apply (far_solution_any (K := K) d N a epshat r R Ha v r_large). }
  destruct (Nat.eq_dec d 1) as [-> | D].
  - assert (S : forall v, X n v -> X O v).
    { intros v (phi & H & S & B). exists phi. split; [exact H |]. unfold input in *. change (Training.step (K := K) r 0)
      with (@fzero K).
      rewrite (one_input N phi a _ r H) in S, B. split; [exact S |]. intros psi q H' C. apply (B psi q H').
      rewrite (one_input N psi a _ r H'). exact C. }
    assert (S' : forall v, X O v -> X n v).
    { intros v (phi & H & S' & B). exists phi. split; [exact H |]. unfold input in *.
      change (Training.step (K := K) r 0) with (@fzero K) in *.
      rewrite (one_input N phi a _ r H). split; [exact S' |]. intros psi q H' C. apply (B psi q H').
      rewrite (one_input N psi a _ r H') in C. exact C. }
    split; [apply (attains_at_least _ _ O), coin_succeeds; right; apply Xi_accurate; [exact A0 | exact (S' v0 V0)] |].
    intros m p. apply coin_exact. intros [H1 _]. apply (far_from 1 N a close epshat r R R_cost alpha n A1);
      [intros v V; apply F0, S, V | exact He | exact H1].
  - assert (Hd' : (2 <= d)%nat) by lia.
    assert (L : forall n, (1 <= n)%nat -> X n (labels r)).
    { intros k Hk. apply (labels_any (K := K) d N a (Training.step (K := K) r k) close epshat r R); auto.
      apply step_positive, Hk. }
    split.
    + apply (attains_at_least _ _ O), coin_succeeds. destruct n as [| n]; [right | left]; (apply Xi_accurate;
      [exact A0 |]).
      * exact V0.
      * apply L. lia.
    + intros m p. apply coin_exact. intros [H1 H2]. destruct n as [| n]; [exact (far_from d N a close epshat r R R_cost
      alpha 0 A1 F0 He H1) |].
      apply (accurate_far (X O) (X (S n)) (Training.kappa (K := K) close) alpha v0); auto.
      intros v w q V W C. apply (apart_any d N a close epshat r R r_large R_cost (S n) Hd' Ha ltac:(lia) w v q W V),
        near_symmetric, C.
Qed.


(** The inputs, for all a: at most 4^-n apart. *)
Lemma coordinate_close_any d (a : Q) r n k : (1 <= n)%nat ->
  Qabs (coordinate (K := K) d a r n k - coordinate (K := K) d a r O k) <= power (1 # 4) n.
Proof.
  intros Hn. pose proof (small r n) as St.
  pose proof (quarter_power n) as E.
  assert (P : 0 < power (1 # 4) n) by (apply power_positive; lra). unfold coordinate.
  destruct (Nat.ltb_spec k (r * d)) as [L |]; [| apply Qabs_Qle_condition; in_Q; lra].
  assert (Hj : (k / d < r)%nat) by (apply Nat.div_lt_upper_bound; lia).
  unfold input, training_set. rewrite !(nth_indep _ [] (z_point d a 0 0)) by (rewrite map_length, seq_length; exact Hj).
  assert (F : forall s : Q, nth (k / d) (map (z_point (K := K) d a s) (seq 1 r)) (z_point (K := K) d a 0 0) = z_point (K
    := K) d a s (S (k / d))).
  { intros s. rewrite (nth_indep _ _ (z_point (K := K) d a s 0)) by (rewrite map_length, seq_length; exact Hj).
    rewrite map_nth, seq_nth by exact Hj. reflexivity. }
  rewrite !F. unfold z_point. change (Training.step (K := K) r 0) with (@fzero K). apply Qabs_Qle_condition.
    revert St E P.
  generalize (@Training.step K r n), (@quarter K n), (power (1 # 4) n). intros s u p St E P.
  destruct (k mod d) as [| [| i]]; cbn [nth]; [in_Q; lra | | in_Q; lra].
  destruct (f_0_or_1_any (K := K) a (x_point d a (S (k / d)))) as [V | V]; rewrite V; in_Q; lra.
Qed.
Ltac prove_Training_B2_admissible :=
  intros d a r; intros; apply J_admissible; intros m k Hm; exact (coordinate_close_any d a r m k Hm).

(** Without tiny print no network is nearer than 1/2 to the labels, for any a: the points are in the order of their
    numbers, or in the reverse order, or are all the same. *)
Lemma abscissa_rises (a : Q) i j : a < 0 -> (i < j)%nat -> (abscissa (K := K) a i < abscissa a j)%F.
Proof.
  intros H L. pose proof (abscissa_falls (K := K) (- a) i j ltac:(in_Q; lra) L) as F.
  assert (E : forall k, abscissa (K := K) (- a) k == - abscissa (K := K) a k).
  { intros k. unfold abscissa, fdiv. cbn. unfold Qdiv. ring. }
  pose proof (E i) as Ei. pose proof (E j) as Ej. revert F Ei Ej.
  generalize (abscissa (K := K) (- a) i), (abscissa (K := K) (- a) j), (abscissa (K := K) a i), (abscissa (K := K) a j).
  intros. in_Q. lra.
Qed.

Lemma half_on_line d N phi (p : nat -> vector K) r (s : nat -> Q) u v : NN d N phi ->
  (forall k, same (p k) (line u v (s k))) -> (forall i j, (i < j)%nat -> s i < s j) -> (P N + 2 <= r)%nat ->
  exists j, (1 <= j <= r)%nat /\ ($(1 # 2) <= fabs (value phi (p j) - label j))%F.
Proof.
  intros H E Hs Hr. set (c k := above (K := K) (fun y => y) (value phi (p k))).
  assert (C : (changes (map c (seq 1 r)) <= P N)%nat).
  { set (b s := above (K := K) (fun y => y) (value phi (line u v s))).
    replace (map c (seq 1 r)) with (map b (map s (seq 1 r))).
    - apply (line_changes (K := K) d); auto; [left; auto |]. generalize 1%nat. clear - Hs.
      induction r as [| n IH]; intros i; simpl; constructor; [apply IH |].
      apply Forall_forall. intros x Hx. apply in_map_iff in Hx. destruct Hx as [j [<- Hj]]. apply in_seq in Hj.
      apply Qlt_le_weak, Hs. lia.
    - rewrite map_map. apply map_ext. intros k. unfold b, c, above. f_equal.
      assert (V : (value phi (line u v (s k)) == value phi (p k))%F) by (apply value_same, same_sym, E).
      rewrite V. reflexivity. }
  destruct r as [| m]; [lia |]. pose proof (alternation c m 1) as A.
  destruct (count_some (fun k => xorb (c k) (Nat.even k)) (S m)) as [j [Hj X]].
  { unfold count. destruct (xorb (c 1%nat) (Nat.even 1)); lia. }
  exists j. split; [exact Hj |]. unfold c in X. revert X. generalize (value phi (p j)). intros y X. unfold label.
  destruct (Nat.even j), (above (fun y => y) y) eqn:B; try discriminate X.
  - apply above_false in B. rewrite (abs_neg (K := K)) by (in_Q; lra). in_Q; lra.
  - apply above_true in B. rewrite (abs_pos (K := K)) by (in_Q; lra). in_Q; lra.
Qed.

Lemma far_always d N phi (a : Q) r : NN d N phi -> (P N + 2 <= r)%nat ->
  ($(1 # 2) <= distance (predictions phi (training_set (K := K) d a 0 r)) (labels r))%F.
Proof.
  intros H Hr. destruct (Qlt_le_dec 0 a) as [Ha | Ha]; [apply (far_any (K := K) d N); assumption |].
  assert (J : exists j, (1 <= j <= r)%nat /\ ($(1 # 2) <= fabs (value phi (z_point (K := K) d a 0 j) - label j))%F).
  { destruct (Qlt_le_dec a 0) as [A | A].
    - apply (half_on_line d N phi _ r (abscissa (K := K) a) (fzero :: fzero :: repeat fzero (d - 2)) (fone :: fzero ::
      repeat fzero (d - 2)) H);
        [| intros i j; apply abscissa_rises, A | exact Hr].
      intros k. unfold z_point. simpl. constructor; [in_Q; lra |]. constructor; [in_Q; lra |].
      apply same_sym, same_on_line.
    - assert (S : same (K := K) (z_point (K := K) d a 0 1) (z_point (K := K) d a 0 2)).
      { unfold z_point. constructor; [unfold abscissa, fdiv; cbn; unfold Qdiv; assert (E : a == 0) by lra; rewrite E;
        ring |].
        constructor; [in_Q; lra | apply same_refl]. }
      pose proof (value_same (K := K) phi _ _ S) as V. revert V.
      destruct (Qlt_le_dec (value phi (z_point (K := K) d a 0 1)) (1 # 2)) as [L | L]; intros V.
      + exists 2%nat. split; [lia |]. change (label 2) with (@fone K). rewrite (abs_neg (K := K)); in_Q; lra.
      + exists 1%nat. split; [lia |]. change (label 1) with (@fzero K). rewrite (abs_pos (K := K)); in_Q; lra. }
  destruct J as [j [Hj B]]. rewrite predictions_on. eapply (@le_trans K); [exact B |].
  apply (distance_at (K := K) (fun k => value phi (z_point (K := K) d a 0 k))). apply in_seq. lia.
Qed.

Lemma abscissa_below {F : archimedean_field} (a : F) k : (a <= fzero -> abscissa a k <= fzero)%F.
Proof.
  intros H. pose proof (abscissa_times a k). pose proof (@Qnat_pos F k). apply le_not_lt. intros C.
  assert (fzero < abscissa a k * (Qnat k + $(3 # 4)))%F by (apply mult_lt_0_compat; fra). fra.
Qed.

(** For a <= 0, or d = 1, every training set looks like T_0. *)
Lemma no_print d N phi (a : Q) delta r : NN d N phi -> a <= 0 \/ d = 1%nat ->
  same (K := K) (predictions phi (training_set (K := K) d a delta r)) (predictions phi (training_set (K := K) d a 0 r)).
Proof.
  intros H [A | ->]; [| rewrite (one_input N phi a delta r H); apply same_refl]. rewrite !predictions_on.
  induction (seq 1 r) as [| k ks IH]; simpl; constructor; [| exact IH]. apply (value_same (K := K)).
  assert (F : f (K := K) a (x_point d a k) = fzero).
  { unfold f. assert (L : (first (x_point (K := K) d a k) <= fzero)%F).
    { change (first (x_point (K := K) d a k)) with (abscissa (K := K) a k). exact (abscissa_below a k A). }
    apply le_bool_iff in L. rewrite L. reflexivity. }
  unfold z_point. rewrite F. constructor; [reflexivity |]. constructor; [in_Q; lra | apply same_refl].
Qed.

Lemma far_same (p q l : vector K) : same p q -> ($(1 # 2) <= distance q l)%F -> ($(1 # 2) <= distance p l)%F.
Proof.
  intros S. pose proof (distance_same (K := K) p q l l S (same_refl l)) as E. revert E.
  generalize (distance (K := K) p l), (distance (K := K) q l). intros. in_Q. lra.
Qed.

Lemma between_any d N (a : Q) r n : (1 <= d)%nat -> N <> [] -> Forall (le 1) N -> (P N + 2 <= r)%nat ->
  accurate max_metric (1 # 4) (Xi_of d N a 0 r sup_cost n) (between r).
Proof.
  intros Hd N1 N2 Hr.
  assert (E : exists v, Xi_of d N a 0 r sup_cost n v /\ (distance (between r) v <= $(1 # 4))%F).
  { assert (Flat : (forall phi, NN d N phi -> ($(1 # 2) <= distance (predictions phi (input (K := K) d a r n)) (labels
    r))%F) ->
      exists v, Xi_of d N a 0 r sup_cost n v /\ (distance (between r) v <= $(1 # 4))%F).
    { intros Far. destruct (half_attained_any (K := K) d N a Hd N1 N2) as (phi & H & V & _).
      exists (predictions phi (input (K := K) d a r n)). split.
      - exists phi. split; [exact H |]. split; [apply same_refl |]. intros psi q H' B. unfold sup_cost in *.
        eapply (@le_trans K _ $(1 # 2)).
        + unfold input. rewrite predictions_on. apply distance_maps; [discriminate |]. intros k _. rewrite V.
          destruct (label_0_or_1 (K := K) k) as [L | L]; rewrite L; vm_compute; discriminate.
        + pose proof (@le_trans K _ _ _ (Far psi H') B) as G. revert G. in_Q. intros. lra.
      - unfold input. rewrite predictions_on. apply distance_maps; [discriminate |]. intros k _. rewrite V.
        destruct (label_0_or_1 (K := K) k) as [L | L]; rewrite L; vm_compute; discriminate. }
    destruct n as [| n]; [apply Flat; intros phi H; apply (far_always d N phi a r H Hr) |].
    destruct (Qlt_le_dec 0 a) as [Ha | Ha].
    - destruct (Nat.eq_dec d 1) as [D | D].
      + apply Flat. intros phi H. apply (far_same _ _ _ (no_print d N phi a _ r H (or_intror D))).
        apply (far_always d N phi a r H Hr).
      + apply (quarter_delta (K := K) d N a (Training.step (K := K) r (S n)) r); auto; [lia | apply step_positive; lia].
    - apply Flat. intros phi H. apply (far_same _ _ _ (no_print d N phi a _ r H (or_introl Ha))).
      apply (far_always d N phi a r H Hr). }
  destruct E as (v & V & D). apply (accurate_member _ _ _ v V); [| exact D].
  rewrite length_between. symmetry. apply (Xi_length d N a 0 r sup_cost n v V).
Qed.

Lemma unpredicted_any d N phi (a : Q) r : (P N + 2 <= r)%nat -> NN d N phi ->
  ~ same (predictions phi (input (K := K) d a r 0)) (between r).
Proof.
  intros Hr H S. pose proof (far_always d N phi a r H Hr) as B. fold (input (K := K) d a r 0) in B.
  change (input (K := K) d a r 0) with (training_set (K := K) d a 0 r) in S.
  apply (far_same _ _ (labels r) (same_sym _ _ S)) in B.
  assert (C : (distance (K := K) (between r) (labels r) <= $(1 # 4))%F).
  { apply distance_maps; [discriminate |]. intros k _. destruct (label_0_or_1 (K := K) k) as [L | L]; rewrite L;
    vm_compute; discriminate. }
  revert B C. generalize (distance (K := K) (between r) (labels r)). intros. in_Q. lra.
Qed.

Lemma accurate_as alpha beta (S : vector K -> Prop) x : alpha <= beta -> accurate max_metric alpha S x ->
  accurate max_metric beta S x.
Proof.
  intros L A e He. destruct (A e He) as (s & Hs & E & B). exists s. split; [exact Hs |]. split; [exact E |].
  apply (Qle_trans _ _ _ B). lra.
Qed.

Ltac asked := first [eassumption | lia | lra | left; eassumption | right; eassumption].
Ltac prove_Training_B2_no_algorithm :=
  intros d N a close epshat r R; intros; eapply (no_algorithm_any d N a close epshat r R); asked.
Ltac prove_Training_B2_tape_by_tape :=
  intros d N a close epshat r R; intros; eapply (tape_any d N a close epshat r R); asked.
Ltac prove_Training_B3_coin :=
  intros d N a close epshat r R; intros; split;
  [ eapply success_as; [| eapply (coin_any d N a close epshat r R); asked]; discriminate
  | eapply (coin_any d N a close epshat r R); asked ].
(** Solutions whose cost may be more than the least are more. *)
Lemma more_than_best d N a alpha epshat r n x : 0 <= epshat -> accurate max_metric alpha (Xi_of d N a 0 r sup_cost n) x
  ->
  accurate max_metric alpha (Xi_of d N a epshat r sup_cost n) x.
Proof.
  intros E A e He. destruct (A e He) as (v & (phi & H & S & B) & D). exists v. split; [| exact D]. exists phi.
  split; [exact H |]. split; [exact S |]. intros psi q H' C. pose proof (B psi q H' C) as G. unfold sup_cost in *.
  apply (Qle_trans _ _ _ G). in_Q. lra.
Qed.
Ltac prove_Training_B4_constant :=
  let e := fresh in
  intros d N a r; intros;
  first
    [ constructor 2; [eapply accurate_as; [| apply between_any; asked]; discriminate | discriminate]
    | constructor 1; discriminate
    | constructor 2; [apply more_than_best; [discriminate | apply between_any; asked] | discriminate] ].
Ltac prove_Training_B4_no_network :=
  intros d N a r; intros; match goal with h : Networks.NN _ _ ?phi |- _ => apply (unpredicted_any d N phi a r) end;
    asked.
Lemma below_quarter alpha : alpha < 1 # 4 -> 2 * alpha < Training.kappa (K := K) 0.
Proof. intros L. assert (E : Training.kappa (K := K) 0 == 1 # 2) by reflexivity. rewrite E. lra. Qed.
Ltac prove_Training_B4_below :=
  intros d N a r; intros; eapply (no_algorithm_any d N a 0 0 r sup_cost);
  first [apply (sup_cost_within (K := K)) | left; apply below_quarter; eassumption | asked].
Ltac prove_Training_B5_failure := intros d N a close epshat r R; intros; eapply (failure_any d N a close epshat r R);
  asked.
Ltac prove_Training_B5_half := intros d N a close epshat r R; intros; eapply (half_for_networks d N a close epshat r R);
  asked.
Ltac prove_Training_B5_zero :=
  intros d N a close epshat r R; intros;
  first [ eapply (zero_for_networks d N a close epshat r R) with (k := 1%nat); asked
        | eapply (zero_for_networks d N a close epshat r R) with (k := 2%nat); asked ].

(** ** Instances: d = 2, one neuron, a = 1, four points, the distance as cost, if nothing else is said *)

Lemma sup_cost_4 r : cost_function_within (K := K) r 0 0 sup_cost. Proof. apply sup_cost_within. Qed.
Ltac given :=
  lazymatch goal with
  | |- cost_function_within _ _ _ _ => first [exact (sup_cost_within (K := K) _) | exact (sup_cost_4 _)]
  | |- _ => solve [fact]
  end.

(** What is right on all inputs, with certainty; and a network. *)
Lemma surely {M} (g : metric M) (o : nat -> oracle) alpha (S : nat -> M -> Prop) x :
  (forall n, accurate g alpha (S n) x) -> forall n, success_at_least g (o n) (S n) alpha 1 (Output x).
Proof. intros A n. apply (attains_at_least _ _ O). constructor 2; [apply A | lra]. Qed.
Lemma solves d N a epshat r R alpha v : 0 <= alpha -> (forall n, Xi_of d N a epshat r R n v) ->
  forall n, accurate max_metric alpha (Xi_of d N a epshat r R n) v.
Proof. intros A V n. apply Xi_accurate; [exact A | apply V]. Qed.

(** A constant on one input. *)
Definition constant_1 (b : Q) : network Q_field := @Build_network Q_field [[@Build_neuron Q_field [0] 0]] (@Build_neuron
  Q_field [1] b).

(** One point for all labels, or one network for T_0 and the others: 1/2 is the best. *)
Lemma best_half d a n phi : NN d [1%nat] phi ->
  (forall psi, NN d [1%nat] psi -> ($(1 # 2) <= distance (predictions psi (input (K := K) d a 4 n)) (labels 4))%F) ->
  same (predictions phi (input (K := K) d a 4 n)) halves -> Xi_of d [1%nat] a 0 4 sup_cost n halves.
Proof.
  intros H Far S. exists phi. split; [exact H |]. split; [apply same_sym, S |]. intros psi q H' B. unfold sup_cost in *.
  pose proof (@le_trans K _ _ _ (Far psi H') B) as G.
  pose proof (distance_same (K := K) _ _ (labels 4) (labels 4) S (same_refl _)) as E.
  assert (C : (distance halves (labels (K := K) 4) == $(1 # 2))%F) by reflexivity. revert G E C.
  generalize (distance (K := K) (predictions phi (input (K := K) d a 4 n)) (labels 4)), (distance (K := K) halves
    (labels 4)).
  intros. in_Q. lra.
Qed.
Lemma constant_predicts b d a r n : same (predictions (constant b) (input (K := K) d a r n)) (map (fun _ => b) (seq 1
  r)).
Proof.
  unfold input. rewrite predictions_on. induction (seq 1 r) as [| k ks IH]; cbn [map]; constructor;
    [exact (constant_value b _) | exact IH].
Qed.
Lemma halves_on_one_input n : Xi_of 1 [1%nat] 1 0 4 sup_cost n halves.
Proof.
  assert (F : forall psi, NN 1 [1%nat] psi -> ($(1 # 2) <= distance (predictions psi (input (K := K) 1 1 4 n)) (labels
    4))%F).
  { intros psi H. unfold input. rewrite (one_input [1%nat] psi 1 _ 4 H). apply (far_always 1 [1%nat]);
    [exact H | simpl; lia]. }
  assert (H : NN 1 [1%nat] (constant_1 (1 # 2))) by fact.
  apply (best_half 1 1 n (constant_1 (1 # 2)) H F). unfold input. rewrite (one_input [1%nat] (constant_1 (1 # 2)) 1
    (Training.step (K := K) 4 n) 4 H).
  vm_compute. repeat constructor.
Qed.
Lemma halves_at_one_point n : Xi_of 2 [1%nat] 0 0 4 sup_cost n halves.
Proof.
  apply (best_half 2 0 n (constant (1 # 2)) ltac:(fact)); [| apply constant_predicts].
  intros psi H. apply (far_same _ _ _ (no_print 2 [1%nat] psi 0 _ 4 H (or_introl (Qle_refl 0)))).
  apply (far_always 2 [1%nat]); [exact H | simpl; lia].
Qed.
(** 1/2 solves T_0, and all inputs if the cost may be 1 more. *)
Lemma halves_at_0 : Xi_of 2 [1%nat] 1 0 4 sup_cost O halves. Proof. exact halves_solve. Qed.
Lemma halves_if_1_more n : Xi_of 2 [1%nat] 1 1 4 sup_cost n halves.
Proof.
  exists (constant (1 # 2)). split; [fact |]. split; [apply same_sym, constant_predicts |].
  intros psi q H' B. unfold sup_cost in *. pose proof (@le_trans K _ _ _ (distance_nonneg (K := K) _ _) B) as P.
  pose proof (distance_same (K := K) _ _ (labels 4) (labels 4) (constant_predicts (1 # 2) 2 1 4 n) (same_refl _)) as E.
  assert (C : (distance (K := K) (map (fun _ => 1 # 2) (seq 1 4)) (labels (K := K) 4) == $(1 # 2))%F) by reflexivity.
    revert P E C.
  generalize (distance (K := K) (predictions (constant (1 # 2)) (input (K := K) 2 1 4 n)) (labels 4)), (distance (K :=
    K) (map (fun _ => 1 # 2) (seq 1 4)) (labels 4)).
  intros. in_Q. lra.
Qed.
(** A cost that does not distinguish, or just what is right from what is not. *)
Definition no_cost : cost K := fun _ _ _ => True.
Definition exact_cost : cost K := fun v w q => same v w /\ 0 <= q.
Lemma halves_for_no_cost n : Xi_of 2 [1%nat] 1 0 4 no_cost n halves.
Proof. exists (constant (1 # 2)). split; [fact |]. split; [apply same_sym, constant_predicts | intros; exact I]. Qed.
(** No point at all. *)
Lemma nothing_solves n : Xi_of 2 [1%nat] 1 0 0 sup_cost n [].
Proof.
  exists (constant 0). split; [fact |]. split; [constructor |]. intros psi q H' B. unfold sup_cost in *. cbn in *.
    in_Q. lra.
Qed.

(** Three neurons predict the labels of five points, with or without tiny print. *)
Definition exact_5 (out : Q) (b : Q) : network Q_field :=
  network_of [neuron_of 1 0 (-84972 # 404225); neuron_of 1 0 (-3833 # 15105); neuron_of (-1) 0 (2132 # 6675)]
    [out * (-925 # 16); out * 53; out * (-445 # 16)] (out * (1396 # 345) + b).
Lemma unseen l out b x s y : Forall (fun m => exists w c, m = neuron_of w 0 c) l ->
  (value (network_of l out b) (x :: s :: y) == value (network_of l out b) (x :: fzero :: y))%F.
Proof.
  intros F. unfold value. cbn [hidden network_of fold_left output].
  assert (E : same (K := K) (relu_layer (x :: s :: y) l) (relu_layer (x :: fzero :: y) l)).
  { induction F as [| m l (w & c & ->) F IH]; simpl; constructor; [| exact IH].
    assert (D : (affine_form (neuron_of w 0 c) (x :: s :: y) == affine_form (neuron_of w 0 c) (x :: fzero :: y))%F).
    { unfold affine_form. cbn. ring. }
    apply (@max_proper K); [reflexivity | exact D]. }
  unfold affine_form. rewrite (dot_same (K := K) _ _ _ E). reflexivity.
Qed.
Lemma exact_5_predicts out b n : same (predictions (exact_5 out b) (input (K := K) 2 1 5 n)) (predictions (exact_5 out
  b) (input (K := K) 2 1 5 0)).
Proof.
  unfold input. rewrite !predictions_on. induction (seq 1 5) as [| k ks IH]; cbn [map]; constructor; [| exact IH].
  unfold z_point. change (2 - 2)%nat with O. cbn [repeat].
  assert (F : Forall (fun m => exists w c, m = neuron_of w 0 c) [neuron_of 1 0 (-84972 # 404225);
    neuron_of 1 0 (-3833 # 15105); neuron_of (-1) 0 (2132 # 6675)])
    by (repeat constructor; eauto).
  etransitivity; [exact (unseen _ _ _ _ _ _ F) | symmetry; exact (unseen _ _ _ _ _ _ F)].
Qed.
Lemma same_after (x y z : vector K) : same x y -> same y z -> same x z.
Proof.
  intros H. revert z. induction H as [| u v x y E H IH]; intros z G; inversion G; subst; constructor; [| apply IH;
    assumption].
  rewrite E. assumption.
Qed.
Lemma labels_solve_5 n : Xi_of 2 [3%nat] 1 0 5 sup_cost n (labels 5).
Proof.
  exists (exact_5 1 0). split; [fact |].
  assert (S : same (labels 5) (predictions (exact_5 1 0) (input (K := K) 2 1 5 n))).
  { apply same_sym. eapply same_after; [apply exact_5_predicts |]. vm_compute. repeat constructor. }
  split; [exact S |]. intros psi q H' B. unfold sup_cost in *.
  pose proof (@le_trans K _ _ _ (distance_nonneg (K := K) _ _) B) as P.
  pose proof (distance_same (K := K) _ _ (labels 5) (labels 5) S (same_refl _)) as E.
  assert (C : (distance (K := K) (labels 5) (labels 5) == fzero)%F) by reflexivity. revert P E C.
  generalize (distance (K := K) (labels 5) (labels 5)), (distance (K := K) (predictions (exact_5 1 0) (input (K := K) 2
    1 5 n)) (labels 5)).
  intros. in_Q. lra.
Qed.

(** ** The vectors that are right everywhere, or nearly *)

Lemma right_on_one_input : forall n, accurate max_metric 0 (Xi_of 1 [1%nat] 1 0 4 sup_cost n) halves.
Proof. apply solves; [discriminate | apply halves_on_one_input]. Qed.
Lemma right_at_one_point : forall n, accurate max_metric 0 (Xi_of 2 [1%nat] 0 0 4 sup_cost n) halves.
Proof. apply solves; [discriminate | apply halves_at_one_point]. Qed.
Lemma right_if_1_more : forall n, accurate max_metric 0 (Xi_of 2 [1%nat] 1 1 4 sup_cost n) halves.
Proof. apply solves; [discriminate | apply halves_if_1_more]. Qed.
Lemma right_for_no_cost : forall n, accurate max_metric 0 (Xi_of 2 [1%nat] 1 0 4 no_cost n) halves.
Proof. apply solves; [discriminate | apply halves_for_no_cost]. Qed.
Lemma right_about_nothing : forall n, accurate max_metric 0 (Xi_of 2 [1%nat] 1 0 0 sup_cost n) [].
Proof. apply solves; [discriminate | apply nothing_solves]. Qed.
Lemma right_about_5 : forall n, accurate max_metric 0 (Xi_of 2 [3%nat] 1 0 5 sup_cost n) (labels 5).
Proof. apply solves; [discriminate | apply labels_solve_5]. Qed.
Lemma right_in_between : forall n, accurate max_metric (1 # 4) (Xi_of 2 [1%nat] 1 0 4 sup_cost n) (between 4).
Proof. intros n. apply between_any; [lia | discriminate | repeat constructor | simpl; lia]. Qed.
Lemma labels_right n : (1 <= n)%nat -> Xi_of 2 [1%nat] 1 0 4 sup_cost n (labels 4).
Proof.
  apply (labels_solve 2 [1%nat] 1 0 0 4 sup_cost);
    [lia | discriminate | repeat constructor | split; discriminate | discriminate | apply sup_cost_within].
Qed.
Lemma labels_wrong : ~ accurate max_metric 0 (Xi_of 2 [1%nat] 1 0 4 sup_cost O) (labels 4).
Proof.
  apply (far_from 2 [1%nat] 1 0 0 4 sup_cost (sup_cost_4 4) 0 0); [reflexivity | | discriminate].
  intros v. apply (far_solution_any (K := K) 2 [1%nat] 1 0 4 sup_cost); [reflexivity | simpl; lia].
Qed.
Lemma half_at_0 : success_at_least max_metric (information 2 1 4 O) (Xi_of 2 [1%nat] 1 0 4 sup_cost O) 0 1 (Output
  halves).
Proof.
  apply (attains_at_least _ _ O). constructor 2; [| lra]. apply Xi_accurate; [discriminate | exact halves_at_0].
Qed.
Definition half_or_labels : algorithm (vector K) := coin (labels (K := K) 4) halves.
Lemma coin_right : forall n, success_at_least max_metric (information 2 1 4 n) (Xi_of 2 [1%nat] 1 0 4 sup_cost n) 0 (1 #
  2) half_or_labels.
Proof.
  intros n. apply (attains_at_least _ _ O), coin_succeeds. destruct n as [| n]; [right | left]; (apply Xi_accurate;
    [discriminate |]).
  - exact halves_at_0.
  - apply labels_right. lia.
Qed.
Lemma nothing_claimed {M} (g : metric M) (o : nat -> oracle) S alpha t : forall n : nat, success_at_least g (o n) (S n)
  alpha 0 t.
Proof. intros n e He. exists O. constructor 1. lra. Qed.

Lemma labels_half_right : accurate max_metric (1 # 2) (Xi_of 2 [1%nat] 1 0 4 sup_cost O) (labels 4).
Proof. apply (accurate_member _ _ _ halves halves_at_0); [reflexivity | vm_compute; discriminate]. Qed.
Lemma labels_right_for_no_cost : accurate max_metric 0 (Xi_of 2 [1%nat] 1 0 4 no_cost 1) (labels 4).
Proof.
  apply Xi_accurate; [discriminate |]. exists (second_coordinate (/ Training.step (K := K) 4 1)). split; [fact |].
  split; [vm_compute; repeat constructor | intros; exact I].
Qed.
Lemma both_labels o n p : attains o (accurate max_metric 0 (Xi_of 2 [1%nat] 1 0 4 sup_cost O)) n (coin (labels 4)
  (labels 4)) p ->
  0 < p -> False.
Proof.
  intros A P. apply attains_flip_inv in A as (q & q' & A & B & L).
  apply attains_output_inv in A as [A | A]; [| exact (labels_wrong A)].
  apply attains_output_inv in B as [B | B]; [lra | exact (labels_wrong B)].
Qed.
(** If only what is right costs nothing, and all else is beyond measure: all networks solve T_0; no cost is below 0. *)
Lemma exact_cost_within : cost_function_within (K := K) 4 0 (-1) exact_cost.
Proof.
  split.
  - intros v w _ _. unfold exact_cost. split; [| split]; [| tauto |].
    + intros q q' [S L] H. split; [exact S | exact (Qle_trans _ _ _ L H)].
    + split; [tauto | intros S; split; [exact S | apply Qle_refl]].
  - intros v w _ _ [_ L]. exfalso. exact (L eq_refl).
Qed.
Lemma halves_for_exact_cost : Xi_of 2 [1%nat] 1 (-1) 4 exact_cost O halves.
Proof.
  exists (constant (1 # 2)). split; [fact |]. split; [apply same_sym, constant_predicts |]. intros psi q H [S _].
    exfalso.
  pose proof (far_always 2 [1%nat] psi 1 4 H ltac:(simpl; lia)) as F. apply (far_same _ _ _ (same_sym _ _ S)) in F.
    exact (F eq_refl).
Qed.
Lemma nobody_for_exact_cost x : ~ accurate max_metric 0 (Xi_of 2 [1%nat] 1 (-1) 4 exact_cost 1) x.
Proof.
  intros A. destruct (A 1 eq_refl) as (v & (phi & H & S & B) & _).
  destruct (predicted (K := K) 2 [1%nat] 1 (Training.step (K := K) 4 1) 4) as (psi & H' & _ & S');
    [lia | discriminate | repeat constructor | reflexivity | reflexivity |].
  destruct (B psi 0 H') as [_ L]; [split; [apply same_sym, S' | apply Qle_refl] |]. exact (L eq_refl).
Qed.

(** The mutant at an instance; what it asks of the algorithm is the lemma h. *)
Ltac number := vm_compute; first [reflexivity | discriminate].
Ltac lemma_or_number h :=
  lazymatch goal with
  | |- _ < _ => number
  | |- _ <= _ => number
  | |- _ <= _ < _ => split; number
  | |- _ <= _ <= _ => split; number
  | |- ex _ => first [exact (ex_intro _ O h) | exact (ex_intro _ O (fun _ => h))]
  | |- _ => exact h
  end.
Ltac conclude m :=
  lazymatch type of m with _ <= _ => idtac | _ < _ => idtac | _ == _ => idtac end;
  clear - m; vm_compute in m; first [discriminate m | exact (m eq_refl)].

Ltac refute_Training_B2_no_algorithm m :=
  let at_ d N a r R alpha t b h :=
    (specialize (m d N a 0 0 r R); met_by ltac:(fun _ => given) m; specialize (m alpha t b);
      met_by ltac:(fun _ => lemma_or_number h) m;
     conclude m) in
  let sure d N a r R alpha v acc := (at_ d N a r R alpha (Output v) 1 (surely max_metric (information d a r) alpha _ v
    acc)) in
  let one := constr:([1%nat]) in
  first
    [ at_ 2%nat one 1 4%nat (@sup_cost K) 0 half_or_labels (1 # 2) coin_right
    | sure 2%nat one 1 4%nat (@sup_cost K) (1 # 4) (between (K := K) 4) right_in_between
    | at_ 2%nat one 1 4%nat (@sup_cost K) 0 (Output halves) 1 half_at_0
    | at_ 2%nat one 1 4%nat (@sup_cost K) 0 half_or_labels 0
        (nothing_claimed max_metric (information 2 1 4) (fun n => Xi_of 2 one 1 0 4 sup_cost n) 0 half_or_labels)
    | sure 1%nat one 1 4%nat (@sup_cost K) 0 halves right_on_one_input
    | sure 2%nat one 0 4%nat (@sup_cost K) 0 halves right_at_one_point
    | sure 2%nat one 1 0%nat (@sup_cost K) 0 (@nil Q) right_about_nothing
    | sure 2%nat [3%nat] 1 5%nat (@sup_cost K) 0 (labels (K := K) 5) right_about_5
    | sure 2%nat one 1 4%nat no_cost 0 halves right_for_no_cost ].

Ltac refute_Training_B4_below m :=
  let at_ d N a r alpha t b h :=
    (specialize (m d N a r); met_by ltac:(fun _ => given) m; specialize (m alpha t b);
      met_by ltac:(fun _ => lemma_or_number h) m;
     conclude m) in
  let sure d N a r alpha v acc := (at_ d N a r alpha (Output v) 1 (surely max_metric (information d a r) alpha _ v acc))
    in
  let one := constr:([1%nat]) in
  first
    [ at_ 2%nat one 1 4%nat 0 half_or_labels (1 # 2) coin_right
    | sure 2%nat one 1 4%nat (1 # 4) (between (K := K) 4) right_in_between
    | at_ 2%nat one 1 4%nat 0 (Output halves) 1 half_at_0
    | at_ 2%nat one 1 4%nat 0 half_or_labels 0
        (nothing_claimed max_metric (information 2 1 4) (fun n => Xi_of 2 one 1 0 4 sup_cost n) 0 half_or_labels)
    | sure 1%nat one 1 4%nat 0 halves right_on_one_input
    | sure 2%nat one 0 4%nat 0 halves right_at_one_point
    | sure 2%nat one 1 0%nat 0 (@nil Q) right_about_nothing
    | sure 2%nat [3%nat] 1 5%nat 0 (labels (K := K) 5) right_about_5
    | sure 2%nat one 1 4%nat 0 halves right_if_1_more ].

(** ** One run *)

Definition no_reading : list (nat * nat * Q) := [].
Definition any : tape := fun _ => true.
(** Reads the tiny print of the second point at a level at which it is there. *)
Definition one_look (l : nat) : algorithm (vector K) := Read 3 l (fun v => Output halves).
Lemma few_levels n : forall (k l : nat) (x : Q), In (k, l, x) no_reading -> (l <= n)%nat. Proof. intros k l x []. Qed.
Lemma far_level n l x : exists k : nat, forall (l' : nat) (x' : Q), In (k, l', x') [(3%nat, l, x)] -> (l' <= n)%nat.
Proof. exists O. intros l' x' [E | []]. discriminate E. Qed.

Ltac refute_Training_B2_tape_by_tape m :=
  let start d N a r R := (specialize (m d N a 0 0 r R); met_by ltac:(fun _ => given) m) in
  let run_met _ := (lazymatch goal with
    | |- run _ _ _ _ = _ => vm_compute; reflexivity
    | |- run _ _ _ _ <> _ => discriminate
    | |- forall (_ _ : nat) (_ : Q), _ => exact (few_levels _)
    | |- ex _ => exists O; first [exact (few_levels _ O) | intros ? ? [E | []]; discriminate E | exists O;
      intros ? [E | []]; discriminate E
        | exists O, 0; intros [E | []]; discriminate E]
    | |- _ < _ => number | |- _ <= _ => number end) in
  let at_ d N a r R alpha n v acc :=
    (start d N a r R; specialize (m alpha (Output v) n 1%nat any v no_reading); met_by run_met m;
     destruct m as [_ m]; apply m; split; apply acc) in
  let one := constr:([1%nat]) in
  first
    [ at_ 2%nat one 1 4%nat (@sup_cost K) (1 # 4) O (between (K := K) 4) right_in_between
    | start 2%nat one 1 4%nat (@sup_cost K); specialize (m 0 (Output halves) O O any halves no_reading);
      met_by run_met m;
      destruct m as [m _]; discriminate m
    | start 2%nat one 1 4%nat (@sup_cost K); specialize (m 0 (Output halves) O 1%nat any halves no_reading);
      met_by run_met m;
      destruct m as [m _]; exact (m eq_refl)
    | start 2%nat one 1 4%nat (@sup_cost K); specialize (m 0 (Output (labels (K := K) 4)) O 1%nat any (labels (K := K)
      4) no_reading);
      met_by run_met m; destruct m as [_ m]; apply m; split; (apply Xi_accurate; [discriminate | apply labels_right;
        lia])
    | start 2%nat one 1 4%nat (@sup_cost K);
      specialize (m 0 (one_look 12) 12%nat 2%nat any halves [(3%nat, 12%nat, information 2 1 4 1 3%nat 12%nat)]);
      met_by ltac:(fun _ => first [run_met () | intros ? ? ? [E | []]; injection E; intros; subst; lia]) m;
      destruct m as [m _]; vm_compute in m; discriminate m
    | start 2%nat one 1 4%nat (@sup_cost K);
      specialize (m 0 (one_look 12) O 2%nat any halves [(3%nat, 12%nat, information 2 1 4 0 3%nat 12%nat)]);
      met_by run_met m; destruct m as [m _]; vm_compute in m; discriminate m
    | at_ 1%nat one 1 4%nat (@sup_cost K) 0 O halves right_on_one_input
    | at_ 2%nat one 0 4%nat (@sup_cost K) 0 O halves right_at_one_point
    | at_ 2%nat one 1 0%nat (@sup_cost K) 0 O (@nil Q) right_about_nothing
    | at_ 2%nat [3%nat] 1 5%nat (@sup_cost K) 0 O (labels (K := K) 5) right_about_5
    | at_ 2%nat one 1 4%nat no_cost 0 O halves right_for_no_cost ].

(** ** B3: the coin *)

(** A solution for the very input that is asked for: conversion would evaluate others. *)
Ltac very v :=
  lazymatch goal with
  | |- @Training.Xi _ ?d _ ?a ?e ?r ?R ?n _ =>
      let T := type of v in
      lazymatch T with
      | @Training.Xi _ ?d' _ ?a' ?e' ?r' ?R' ?n' _ =>
          unify d d'; unify r r'; constr_eq n n'; constr_eq R R'; exact v
      end
  end.
Ltac refute_Training_B3_coin m :=
  let start d N a e r R := (specialize (m d N a 0 e r R); met_by ltac:(fun _ => given) m) in
  let ask v := (lazymatch goal with
    | |- Training.Xi _ _ _ _ _ _ _ _ => very v
    | |- _ <= _ < _ => split; number | |- _ <= _ <= _ => split; number | |- _ < _ => number | |- _ <= _ => number end)
      in
  let both alpha v0 n v A B :=
    (specialize (m alpha v0 (fun _ _ => 0) n); met_by ltac:(fun _ => ask v) m; destruct m as [_ m]; specialize (m O 1);
     met_by ltac:(fun _ => apply (attains_flip _ _ _ _ _ 1 1); [constructor 2; [exact A | lra] | constructor 2;
       [exact B | lra] | lra]) m;
     conclude m) in
  let one := constr:([1%nat]) in
  let fine _ := (start 2%nat one 1 0 4%nat (@sup_cost K); specialize (m 0 halves (fun _ _ => 0) O);
    met_by ltac:(fun _ => ask halves_at_0) m) in
  let C := fresh "C" in let D := fresh "D" in
  first
    [ specialize (m 2%nat one 1 0 (-1) 4%nat exact_cost);
      met_by ltac:(fun _ => first [exact exact_cost_within | given]) m; specialize (m 0 halves (fun _ _ => 0) 1%nat);
      met_by ltac:(fun _ => ask halves_for_exact_cost) m; destruct m as [m _]; destruct (m (1 # 8) eq_refl) as [? D];
      apply some_output in D; [| reflexivity]; destruct D as [? D]; exact (nobody_for_exact_cost _ D)
    | fine (); destruct m as [_ m]; first [specialize (m O (1 # 2)) | specialize (m O 0) | specialize (m O 1)];
      met_by ltac:(fun _ => first
        [ exact (coin_succeeds (fun _ _ => 0) _ (labels (K := K) 4) halves (or_intror (Xi_accurate 2 one 1 0 4 sup_cost
          O 0 halves (Qle_refl 0) halves_at_0)))
        | constructor 1; lra ]) m; conclude m
    | fine (); destruct m as [_ m]; specialize (m O 0); met_by ltac:(fun _ => constructor 1; lra) m; conclude m
    | fine (); destruct m as [_ m]; specialize (m O 1); conclude m
    | fine (); destruct m as [m _]; destruct (m (1 # 8) eq_refl) as [? D];
      pose proof (B3_coin 2 one 1 0 0 4 sup_cost ltac:(lia) ltac:(discriminate) ltac:(repeat constructor) ltac:(split;
        discriminate)
        ltac:(simpl; lia) (Qle_refl 0) (sup_cost_4 4) 0 halves (fun _ _ => 0) O (conj (Qle_refl 0) eq_refl) halves_at_0)
          as C;
      apply (proj2 C) in D; conclude D
    | start 2%nat one 1 0 4%nat (@sup_cost K);
      both 0 (labels (K := K) 4) 1%nat (labels_right 1 (le_n 1)) (Xi_accurate 2 one 1 0 4 sup_cost 1 0 _ (Qle_refl 0)
        (labels_right 1 (le_n 1)))
        (Xi_accurate 2 one 1 0 4 sup_cost 1 0 _ (Qle_refl 0) (labels_right 1 (le_n 1)))
    | start 2%nat one 1 0 4%nat (@sup_cost K); both (1 # 2) halves O halves_at_0 labels_half_right
        (Xi_accurate 2 one 1 0 4 sup_cost 0 (1 # 2) _ ltac:(discriminate) halves_at_0)
    | start 2%nat [3%nat] 1 0 5%nat (@sup_cost K); both 0 (labels (K := K) 5) O (labels_solve_5 0) (right_about_5 0)
      (right_about_5 0)
    | start 2%nat one 1 0 0%nat (@sup_cost K); both 0 (@nil Q) O (nothing_solves 0) (right_about_nothing 0)
      (right_about_nothing 0)
    | start 2%nat one 1 0 4%nat no_cost; both 0 halves 1%nat (halves_for_no_cost 0) labels_right_for_no_cost
      (right_for_no_cost 1)
    | start 2%nat one 1 0 4%nat (@sup_cost K); specialize (m 0 (labels (K := K) 4) (fun _ _ => 0) O);
      met_by ltac:(fun _ => ask I) m;
      destruct m as [m _]; destruct (m (1 # 8) eq_refl) as [? D]; apply both_labels in D; [exact D | reflexivity] ].

Ltac refute_Training_B4_no_network m :=
  let at_ N r phi := (specialize (m 2%nat N 1 r); met_by ltac:(fun _ => given) m; specialize (m phi);
    met_by ltac:(fun _ => solve [fact]) m;
    apply m; vm_compute; repeat constructor) in
  first
    [ at_ [3%nat] 5%nat (exact_5 (1 # 2) (1 # 4)) | at_ [1%nat] 5%nat (exact_5 (1 # 2) (1 # 4)) | at_ [1%nat] 0%nat
      (constant 0)
    | at_ [1%nat] 4%nat (network_of [neuron_of 0 (/ Training.step (K := K) 4 1) 0] [1 # 2] (1 # 4)) ].

(** ** B4: the constant *)

Lemma somebody {o : oracle} {d N a e r n alpha l x} : attains o (accurate max_metric alpha (Xi_of d N a e r sup_cost n))
  l (Output x) 1 ->
  (1 <= d)%nat /\ N <> [] /\ Forall (le 1) N.
Proof.
  intros A. apply some_output in A; [| reflexivity]. destruct A as [y A]. destruct (A 1 eq_refl) as (v & V & _).
  exact (some_solution _ _ _ _ _ _ _ _ V).
Qed.
(** With tiny print the labels are the only solution. *)
Lemma between_not_nearer o alpha l : alpha < 1 # 4 ->
  ~ attains o (accurate max_metric alpha (Xi_of 2 [1%nat] 1 0 4 sup_cost 1)) l (Output (between 4)) 1.
Proof.
  intros L A. apply attains_output_inv in A as [A | A]; [lra |].
  destruct (A ((1 # 2) * ((1 # 4) - alpha)) ltac:(lra)) as (v & V & _ & D).
  pose proof (ball_any (K := K) 2 [1%nat] 1 (Training.step (K := K) 4 1) 0 0 4 sup_cost ltac:(lia) ltac:(discriminate)
    ltac:(repeat constructor) eq_refl eq_refl (sup_cost_4 4) v V) as B.
  pose proof (proj1 (off_labels v (Xi_length 2 [1%nat] 1 0 4 sup_cost 1 v V))) as C. revert B C D.
  generalize (distance (K := K) (between 4) v), (distance (K := K) v (labels 4)). intros. in_Q. lra.
Qed.

Ltac refute_Training_B4_constant m :=
  let at_ d N := (specialize (m d N 1 4%nat); met_by ltac:(fun _ => given) m; specialize (m (fun _ _ => 0) 1%nat)) in
  let h1 := fresh "h" in let h2 := fresh "h" in let h3 := fresh "h" in
  first
    [ at_ 2%nat (@nil nat); destruct (somebody m) as (_ & h2 & _); exact (h2 eq_refl)
    | at_ 2%nat [0%nat]; destruct (somebody m) as (_ & _ & h3); inversion h3; lia
    | at_ 0%nat [1%nat]; destruct (somebody m) as (h1 & _); lia
    | at_ 2%nat [1%nat]; first [apply attains_le_one in m; conclude m | apply between_not_nearer in m;
      [exact m | reflexivity]] ].

(** ** B5: networks *)

Definition net d N phi (H : NN d N phi) : architecture d N := exist _ phi H.
Lemma net_accurate d N a e r R n phi H alpha v : 0 <= alpha -> Xi_of d N a e r R n v ->
  same (predictions phi (input (K := K) d a r n)) v -> network_accurate d N a e r R alpha n (net d N phi H).
Proof.
  intros A V S. apply (accurate_member _ _ _ v V); [apply (same_length (K := K)), S |].
  pose proof (distance_same (K := K) _ _ v v S (same_refl v)) as E.
  assert (Z : (distance v v <= fzero)%F).
  { apply distance_le; [reflexivity | apply Qle_refl |]. clear. induction v as [| u v IH]; constructor; [| exact IH].
    apply abs_le_condition. in_Q. lra. }
  cbn [proj1_sig net]. revert E Z. generalize (distance (K := K) v v), (distance (K := K) (predictions phi (input (K :=
    K) d a r n)) v).
  intros. in_Q. lra.
Qed.
Definition half_net : architecture 2 [1%nat] := net 2 [1%nat] (constant (1 # 2)) ltac:(fact).
Definition half_net_1 : architecture 1 [1%nat] := net 1 [1%nat] (constant_1 (1 # 2)) ltac:(fact).
Definition net_5 : architecture 2 [3%nat] := net 2 [3%nat] (exact_5 1 0) ltac:(fact).

Lemma net_on_one_input : forall n, network_accurate 1 [1%nat] 1 0 4 sup_cost 0 n half_net_1.
Proof.
  intros n. apply (net_accurate 1 [1%nat] 1 0 4 sup_cost n _ _ 0 halves); [discriminate | apply halves_on_one_input |].
  assert (H : NN 1 [1%nat] (constant_1 (1 # 2))) by fact. unfold input.
  rewrite (one_input [1%nat] (constant_1 (1 # 2)) 1 (Training.step (K := K) 4 n) 4 H). vm_compute. repeat constructor.
Qed.
Lemma net_at_one_point : forall n, network_accurate 2 [1%nat] 0 0 4 sup_cost 0 n half_net.
Proof. intros n. apply (net_accurate 2 [1%nat] 0 0 4 sup_cost n _ _ 0 halves); [discriminate | apply halves_at_one_point
  | apply constant_predicts]. Qed.
Lemma net_for_no_cost : forall n, network_accurate 2 [1%nat] 1 0 4 no_cost 0 n half_net.
Proof. intros n. apply (net_accurate 2 [1%nat] 1 0 4 no_cost n _ _ 0 halves); [discriminate | apply halves_for_no_cost |
  apply constant_predicts]. Qed.
Lemma net_at_0 : network_accurate 2 [1%nat] 1 0 4 sup_cost 0 O half_net.
Proof. apply (net_accurate 2 [1%nat] 1 0 4 sup_cost O _ _ 0 halves); [discriminate | exact halves_at_0 | apply
  constant_predicts]. Qed.
Lemma net_about_nothing : forall n, network_accurate 2 [1%nat] 1 0 0 sup_cost 0 n half_net.
Proof. intros n. apply (net_accurate 2 [1%nat] 1 0 0 sup_cost n _ _ 0 []); [discriminate | apply nothing_solves |
  constructor]. Qed.
Lemma net_about_5 : forall n, network_accurate 2 [3%nat] 1 0 5 sup_cost 0 n net_5.
Proof.
  intros n. apply (net_accurate 2 [3%nat] 1 0 5 sup_cost n _ _ 0 (labels 5)); [discriminate | apply labels_solve_5 |].
  eapply same_after; [apply exact_5_predicts |]. vm_compute. repeat constructor.
Qed.
(** 1/2 is 1/2 from all labels. *)
Lemma net_half : forall n, network_accurate 2 [1%nat] 1 0 4 sup_cost (1 # 2) n half_net.
Proof.
  intros [| n]; [apply (net_accurate 2 [1%nat] 1 0 4 sup_cost O _ _ (1 # 2) halves); [discriminate | exact halves_at_0 |
    apply constant_predicts] |].
  apply (accurate_member _ _ _ (labels 4)); [apply labels_right; lia | |].
  - apply (same_length (K := K) _ (map (fun _ => 1 # 2) (seq 1 4))), constant_predicts.
  - change (proj1_sig half_net) with (constant (1 # 2)). unfold input. rewrite predictions_on.
    apply distance_maps; [discriminate |]. intros k _.
    assert (V : forall x, (value (constant (1 # 2)) x == $(1 # 2))%F) by exact (constant_value (1 # 2)). rewrite V.
    destruct (label_0_or_1 (K := K) k) as [L | L]; rewrite L; vm_compute; discriminate.
Qed.

(** Looks for the tiny print of the second point, and answers as soon as it is known up to a quarter. *)
Definition tiny (v : Q) : architecture 2 [1%nat] := net 2 [1%nat] (second_coordinate v) ltac:(fact).
CoFixpoint look (l : nat) : algorithm (architecture 2 [1%nat]) :=
  Read 3 l (fun v => if Qlt_le_dec (4 * power (1 # 2) l) v then Output (tiny (/ v)) else look (S l)).

Lemma second_value w x s : 0 <= w -> 0 <= s -> value (second_coordinate w) [x; s] == w * s.
Proof.
  intros W S. assert (E : affine_form (neuron_of 0 w 0) [x; s] == w * s) by (change (0 * x + (w * s + 0) + 0 == w * s);
    ring).
  assert (P : (fzero <= affine_form (neuron_of 0 w 0) [x; s])%F) by (change (0 <= affine_form (neuron_of 0 w 0) [x;
    s]); rewrite E; nra).
  pose proof (max_r (K := K) _ _ P) as M. change (1 * relu (affine_form (neuron_of 0 w 0) [x; s]) + 0 + 0 == w * s).
  unfold relu. revert M E. generalize (affine_form (neuron_of 0 w 0) [x; s]). intros u.
    generalize (fmax (K := K) fzero u). intros. in_Q. lra.
Qed.
Lemma within_quarter (u l : Q) : - (1 # 4) <= u - l <= 1 # 4 -> (fabs (K := K) (u - l) <= (1 # 4)%Q)%F.
Proof. intros H. change (@fabs K (u - l) <= 1 # 4). rewrite (abs_rational (u - l)). apply Qabs_Qle_condition, H. Qed.
Lemma tiny_right n v : (1 <= n)%nat -> 0 < v -> Qabs (v - Training.step (K := K) 4 n) <= (1 # 4) * v ->
  network_accurate 2 [1%nat] 1 0 4 sup_cost (1 # 4) n (tiny (/ v)).
Proof.
  intros Hn Hv B. apply (accurate_member _ _ _ (labels 4)); [apply labels_right, Hn | |].
  - unfold input. rewrite predictions_on, map_length. reflexivity.
  - unfold input. rewrite predictions_on. apply distance_maps; [discriminate |]. intros k _. cbn [proj1_sig tiny net].
    pose proof (step_positive (K := K) 4 n Hn) as P. revert B P. generalize (Training.step (K := K) 4 n). intros s B P.
    assert (Iv : 0 < / v) by (apply Qinv_lt_0_compat, Hv). assert (E : / v * v == 1) by (field; lra).
    apply Qabs_Qle_condition in B. unfold z_point. change (2 - 2)%nat with O. cbn [repeat].
    match goal with |- context [@f _ ?a ?p] => replace (@f K a p) with (@label K k) by (symmetry;
      exact (label_x (K := K) 2 1 k eq_refl)) end.
    change (0 < s) in P.
    apply within_quarter.
    match goal with |- context [@value ?F ?phi ?x] =>
      assert (V : Qeq (@value F phi x) (/ v * (s * label (K := K) k)));
        [apply (second_value (/ v)); [lra |]; destruct (label_0_or_1 (K := K) k) as [L | L]; rewrite L; in_Q; nra |];
      revert V; generalize (@value F phi x)
    end.
    intros u V. set (i := / v) in *. clearbody i.
    destruct (label_0_or_1 (K := K) k) as [L | L]; rewrite L in *.
    + change (u == i * (s * 0)) in V. change (- (1 # 4) <= u - 0 <= 1 # 4). assert (u == 0) by (rewrite V; ring). lra.
    + change (u == i * (s * 1)) in V. change (- (1 # 4) <= u - 1 <= 1 # 4). assert (U : u == i * s) by (rewrite V;
      ring).
      assert (0 <= i * ((5 # 4) * v - s)) by nra. assert (0 <= i * (s - (3 # 4) * v)) by nra. lra.
Qed.

Lemma reads_the_print n : coordinate (K := K) 2 1 4 n 3 == Training.step (K := K) 4 n.
Proof.
  unfold coordinate, input, training_set. cbn [Nat.ltb Nat.leb Nat.mul Nat.add Nat.div Nat.modulo Nat.divmod fst snd
    Nat.sub seq map nth].
  unfold z_point. cbn [nth]. match goal with |- context [@f _ ?a ?p] => replace (@f K a p) with (@label K 2) by
    (symmetry; exact (label_x (K := K) 2 1 2 eq_refl)) end.
  generalize (Training.step (K := K) 4 n). intros s.
  change (s * 1 == s). ring.
Qed.

Lemma looks n : (1 <= n)%nat -> exists m, attains (information 2 1 4 n) (network_accurate 2 [1%nat] 1 0 4 sup_cost (1 #
  4) n) m (look 0) 1.
Proof.
  intros Hn. pose proof (step_positive (K := K) 4 n Hn) as P. pose proof (B2_admissible 2 1 4 ltac:(split;
    discriminate) n) as A.
  destruct (power_half_vanishes ((1 # 5) * Training.step (K := K) 4 n)) as [j Hj]; [in_Q; lra |].
  assert (G : forall i l, 5 * power (1 # 2) (i + l) < Training.step (K := K) 4 n ->
    attains (information 2 1 4 n) (network_accurate 2 [1%nat] 1 0 4 sup_cost (1 # 4) n) (i + l) (look l) 1).
  { induction i as [| i IH]; intros l L; rewrite (exposed_same (look l)); cbn [exposed look]; (constructor 4; [lia |]);
      destruct (A 3%nat l) as [_ B]; rewrite (reads_the_print n) in B; cbv beta;
      (destruct (Qlt_le_dec _ _) as [C | C];
        [constructor 2; [| lra]; assert (0 < power (1 # 2) l) by (apply power_positive; lra); apply tiny_right;
          [exact Hn | lra | lra] |]).
    - exfalso. apply Qabs_Qle_condition in B. cbn [Nat.add] in L. lra.
    - replace (S i + l)%nat with (i + S l)%nat in * by lia. apply IH, L. }
  exists (j + 0)%nat. apply G. rewrite Nat.add_0_r. lra.
Qed.

(** With probability 1/2 the constant, with probability 1/2 what is looked for: right with 1/2 on all inputs. *)
Definition half_or_look : algorithm (architecture 2 [1%nat]) := Flip (Output half_net) (look 0).
Lemma half_or_look_right : forall n, probability_at_least (information 2 1 4 n) (network_accurate 2 [1%nat] 1 0 4
  sup_cost (1 # 4) n) (1 # 2) half_or_look.
Proof.
  intros [| n].
  - apply (attains_at_least _ _ O), (attains_flip _ _ _ _ _ 1 0); [| constructor 1; lra | lra].
    constructor 2; [| lra]. apply (net_accurate 2 [1%nat] 1 0 4 sup_cost O _ _ (1 # 4) halves);
      [discriminate | exact halves_at_0 | apply constant_predicts].
  - destruct (looks (S n) ltac:(lia)) as [m A]. apply (attains_at_least _ _ m), (attains_flip _ _ _ _ _ 0 1);
    [constructor 1; lra | exact A | lra].
Qed.
Lemma surely_net {M} (o : nat -> oracle) (G : nat -> M -> Prop) x : (forall n, G n x) -> forall n, probability_at_least
  (o n) (G n) 1 (Output x).
Proof. intros A n. apply (attains_at_least _ _ O). constructor 2; [apply A | lra]. Qed.
Lemma zero_net {M} (o : nat -> oracle) (G : nat -> M -> Prop) t b : b <= 0 -> forall n : nat, probability_at_least (o n)
  (G n) b t.
Proof. intros B n e He. exists O. constructor 1. lra. Qed.
Lemma surely_at_0 : probability_at_least (information 2 1 4 O) (network_accurate 2 [1%nat] 1 0 4 sup_cost 0 O) 1 (Output
  half_net).
Proof. apply (attains_at_least _ _ O). constructor 2; [apply net_at_0 | lra]. Qed.
Lemma looking : forall n, (1 <= n)%nat ->
  probability_at_least (information 2 1 4 n) (network_accurate 2 [1%nat] 1 0 4 sup_cost (1 # 4) n) 1 (look 0).
Proof. intros n H. destruct (looks n H) as [m A]. exact (attains_at_least _ _ m _ _ A). Qed.
Lemma looking_halts : halts_almost_surely (information 2 1 4 1) (look 0).
Proof. destruct (looks 1 (le_n 1)) as [m A]. apply (attains_at_least _ _ m). revert A. apply attains_weaken; auto. Qed.
Lemma tiny_at_1 : probability_at_least (information 2 1 4 1) (network_accurate 2 [1%nat] 1 0 4 sup_cost (1 # 4) 1) 1
  (Output (tiny (/ Training.step (K := K) 4 1))).
Proof. apply (attains_at_least _ _ O). constructor 2; [| lra]. apply tiny_right; [lia | reflexivity | vm_compute;
  discriminate]. Qed.

Ltac halts_or h :=
  lazymatch goal with
  | |- halts_almost_surely _ (look _) => exact looking_halts
  | |- halts_almost_surely _ (Output ?x) => apply (attains_at_least _ _ O); constructor 2; [exact I | lra]
  | |- attains _ _ _ (Output _) _ => first [constructor 2; [exact I | lra] | constructor 1; lra]
  | |- forall n : nat, (1 <= n)%nat -> _ => first [exact h | exact (fun n _ => h n)]
  | |- forall n : nat, 1%nat = n -> _ => intros ? <-; exact h
  | |- forall n : nat, (_ <= n)%nat -> _ => exact (fun n _ => h n)
  | |- ex (fun n : nat => (1 <= n)%nat -> _) => exists O; intros; lia
  | |- _ => lemma_or_number h
  end.

Ltac refute_Training_B5_half m :=
  let at_ d N a r R alpha t b h :=
    (specialize (m d N a 0 0 r R); met_by ltac:(fun _ => given) m; specialize (m alpha t b);
      met_by ltac:(fun _ => lemma_or_number h) m;
     conclude m) in
  let sure d N a r R alpha x acc :=
    (at_ d N a r R alpha (Output x) 1 (surely_net (information d a r) (fun n => network_accurate d N a 0 r R alpha n) x
      acc)) in
  let one := constr:([1%nat]) in
  first
    [ at_ 2%nat one 1 4%nat (@sup_cost K) (1 # 4) half_or_look (1 # 2) half_or_look_right
    | sure 2%nat one 1 4%nat (@sup_cost K) (1 # 2) half_net net_half
    | at_ 2%nat one 1 4%nat (@sup_cost K) 0 (Output half_net) 1 surely_at_0
    | at_ 2%nat one 1 4%nat (@sup_cost K) 0 (Output half_net) 0
        (zero_net (information 2 1 4) (fun n => network_accurate 2 one 1 0 4 sup_cost 0 n) (Output half_net) 0 (Qle_refl
          0))
    | sure 1%nat one 1 4%nat (@sup_cost K) 0 half_net_1 net_on_one_input
    | sure 2%nat one 0 4%nat (@sup_cost K) 0 half_net net_at_one_point
    | sure 2%nat one 1 0%nat (@sup_cost K) 0 half_net net_about_nothing
    | sure 2%nat [3%nat] 1 5%nat (@sup_cost K) 0 net_5 net_about_5
    | sure 2%nat one 1 4%nat no_cost 0 half_net net_for_no_cost ].

Ltac refute_Training_B5_zero m :=
  let at_ d N a r R alpha t b h :=
    (specialize (m d N a 0 0 r R); met_by ltac:(fun _ => given) m; specialize (m alpha t b);
      met_by ltac:(fun _ => halts_or h) m;
     conclude m) in
  let sure d N a r R alpha x acc :=
    (at_ d N a r R alpha (Output x) 1 (surely_net (information d a r) (fun n => network_accurate d N a 0 r R alpha n) x
      acc)) in
  let none b := (at_ 2%nat [1%nat] 1 4%nat (@sup_cost K) 0 (Output half_net) b
        (zero_net (information 2 1 4) (fun n => network_accurate 2 [1%nat] 1 0 4 sup_cost 0 n) (Output half_net) b
          ltac:(discriminate))) in
  let one := constr:([1%nat]) in
  first
    [ none 0 | none (-1 # 1)
    | sure 2%nat one 1 4%nat (@sup_cost K) (1 # 2) half_net net_half
    | at_ 2%nat one 1 4%nat (@sup_cost K) (1 # 4) (look 0) 1 looking
    | at_ 2%nat one 1 4%nat (@sup_cost K) (1 # 4) (Output (tiny (/ Training.step (K := K) 4 1))) 1 tiny_at_1
    | sure 1%nat one 1 4%nat (@sup_cost K) 0 half_net_1 net_on_one_input
    | sure 2%nat one 0 4%nat (@sup_cost K) 0 half_net net_at_one_point
    | sure 2%nat one 1 0%nat (@sup_cost K) 0 half_net net_about_nothing
    | sure 2%nat [3%nat] 1 5%nat (@sup_cost K) 0 net_5 net_about_5
    | sure 2%nat one 1 4%nat no_cost 0 half_net net_for_no_cost ].

Ltac refute_Training_B5_failure m :=
  let n0 := fresh "n" in let l := fresh "l" in let A := fresh "A" in
  let at_ d N a r R alpha t h :=
    (specialize (m d N a 0 0 r R); met_by ltac:(fun _ => given) m; specialize (m alpha t O h);
      met_by ltac:(fun _ => halts_or I) m) in
  let then_ n p acc := (specialize (m n); met_by ltac:(fun _ => lia) m; specialize (m O p);
    met_by ltac:(fun _ => acc ()) m; conclude m) in
  let sure d N a r R alpha x acc :=
    (at_ d N a r R alpha (Output x) 1; destruct m as [n0 m]; then_ n0 1 ltac:(fun _ => constructor 2;
      [apply acc | lra])) in
  let one := constr:([1%nat]) in
  let plain x h := (at_ 2%nat one 1 4%nat (@sup_cost K) 0 (Output x) h) in
  first
    [ plain half_net 1; destruct m as [n0 m]; then_ n0 0 ltac:(fun _ => constructor 1; lra)
    | plain half_net 1; destruct m as [n0 m]; then_ n0 (-1 # 1) ltac:(fun _ => constructor 1; lra)
    | plain half_net 1; first [specialize (m O) | destruct m as [n0 m]]; then_ O 1 ltac:(fun _ => constructor 2;
      [apply net_at_0 | lra])
    | plain half_net 2; destruct m as [n0 m]; then_ n0 0 ltac:(fun _ => constructor 1; lra)
    | plain half_net 1; destruct m as [n0 m]; specialize (m n0 (le_n n0) O 1); conclude m
    | sure 2%nat one 1 4%nat (@sup_cost K) (1 # 2) half_net net_half
    | sure 1%nat one 1 4%nat (@sup_cost K) 0 half_net_1 net_on_one_input
    | sure 2%nat one 0 4%nat (@sup_cost K) 0 half_net net_at_one_point
    | sure 2%nat one 1 0%nat (@sup_cost K) 0 half_net net_about_nothing
    | sure 2%nat [3%nat] 1 5%nat (@sup_cost K) 0 net_5 net_about_5
    | sure 2%nat one 1 4%nat no_cost 0 half_net net_for_no_cost
    | specialize (m 2%nat one 1 0 0 4%nat (@sup_cost K)); met_by ltac:(fun _ => given) m;
      specialize (m (1 # 4) (look 0));
      first
        [ destruct (looks 1 (le_n 1)) as [l A]; specialize (m l 1 eq_refl (attains_weaken _ _ _ _ _ _ _ (fun _ _ => I)
          (le_n l) A))
        | specialize (m O 0 eq_refl (attains_nothing _ _ _ _ 0 (Qle_refl 0))) ];
      destruct m as [n0 m]; destruct (looks (S n0) ltac:(lia)) as [l' A']; specialize (m (S n0) ltac:(lia) l' 1 A');
        conclude m ].
