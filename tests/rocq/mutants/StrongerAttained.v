(** * Mutants that hold: of A3's zigzag, of A8's equality

    What counts failing points of one label alone is attained by a constant, what is moved by 1 is beyond a, where the
    label is 1.  A8's network sees the second coordinate alone, so all a, all k and all delta will do. *)

From Coq Require Import ZArith QArith List Lia Setoid.
From Barriers Require Import OrderedFields Archimedean Networks Classification Alternation Instability StableNetwork.
From Barriers Require Import Minimisers Precision.
From Barriers Require Zigzag.
From Mutants Require Import AnyLevel.
Import ListNotations.
Open Scope field_scope.

Section StrongerAttained.
Context {K : archimedean_field}.
Local Notation vector := (vector K).
Local Notation network := (network K).
Local Notation "0" := (@fzero K) : field_scope.
Local Notation "1" := (@fone K) : field_scope.
Local Notation eps := (@eps K).
Local Notation label := (@label K).
Local Notation Qnat := (@Qnat K).
Add Field K_f : (K_field K) (morphism (of_Q_morph K), constants [f_cst], setoid (K_setoid K) (K_ext K)).

(** ** One neuron that is heard: weights c and bias b of the output, weight w of the first coordinate *)

Definition one_heard (d k : nat) (w c b : K) : network :=
  {| hidden := [repeat {| weights := w :: repeat 0 (d - 1); bias := 0 |} k];
     output := {| weights := c :: repeat 0 (k - 1); bias := b |} |}.

Lemma one_heard_NN d k w c b : (1 <= d)%nat -> (1 <= k)%nat -> NN d [k] (one_heard d k w c b).
Proof.
  intros Hd Hk. unfold NN, one_heard. cbn [hidden output map shaped weights].
  rewrite !repeat_length. repeat split; try (lia || discriminate || (repeat constructor; lia)).
  - apply Forall_forall. intros n Hn. apply repeat_spec in Hn. subst n. simpl. rewrite repeat_length. lia.
  - simpl. rewrite repeat_length. lia.
Qed.

Lemma one_heard_value d k w c b x : (1 <= k)%nat -> value (one_heard d k w c b) x == c * relu (w * first x) + b.
Proof.
  intros Hk. destruct k as [|k]; [lia|]. unfold value, one_heard. cbn [hidden output fold_left repeat].
  unfold affine_form at 1. cbn [weights bias relu_layer map]. rewrite dot_cons.
  cbn [nth tl]. unfold affine_form. cbn [weights bias]. rewrite dot_zero, dot_cons, dot_zero. fold (first x).
  setoid_replace (w * first x + 0 + 0) with (w * first x) by ring. ring.
Qed.

(** ** A3: labels of moved points, and networks that are right about them *)

Lemma none_fail d (a delta : K) phi n (s t : K) :
  (forall k, (1 <= k <= n)%nat -> f a (x_point d a k) == s ->
    fabs (value phi (add (z_point d a delta k) (eta d delta s t)) - f a (add (z_point d a delta k) (eta d delta s t))) <
      $(1 # 2)) ->
  failing d a delta (fun y : K => y) phi n s t = 0%nat.
Proof.
  intros H. apply count_none. intros k Hk. destruct (eq_bool (f a (x_point d a k)) s) eqn:E; [|reflexivity].
  apply eq_bool_iff in E. apply Bool.not_true_iff_false. unfold fails. cbn [andb]. rewrite le_bool_iff. intros C.
  specialize (H k Hk E). fra.
Qed.

Lemma first_moved d (a delta : K) k s t : first (add (z_point d a delta k) (eta d delta s t)) = abscissa a k + t.
Proof. reflexivity. Qed.

Lemma moved_by_0 d (a delta : K) k s : $(1 # 2) <= a <= 1 -> f a (add (z_point d a delta k) (eta d delta s 0)) = f a
  (x_point d a k).
Proof. intros Ha. apply f_proper. rewrite first_moved. change (first (x_point d a k)) with (abscissa a k). ring. Qed.

Lemma moved_by_1 d (a delta : K) k s : $(1 # 2) <= a <= 1 -> f a (add (z_point d a delta k) (eta d delta s 1)) = 1.
Proof.
  intros Ha. rewrite f_beyond; [reflexivity|fra|]. rewrite first_moved. pose proof (abscissa_range a Ha k). fra.
Qed.

Lemma constants_right d w (a delta : K) n s b : (1 <= w)%nat -> $(1 # 2) <= a <= 1 ->
  (s == b -> failing d a delta (fun y : K => y) (one_heard d w 0 0 b) n s 0 = 0%nat) /\
  (b == 1 -> failing d a delta (fun y : K => y) (one_heard d w 0 0 b) n s 1 = 0%nat).
Proof.
  intros Hw Ha. split; intros E; apply none_fail; intros k Hk L; rewrite one_heard_value by exact Hw;
    apply abs_lt_condition.
  - rewrite (moved_by_0 d a delta k s Ha), L. fra.
  - rewrite (moved_by_1 d a delta k s Ha). fra.
Qed.

(** rho(x_1) - 1/5 is near 0 at x^1, x^2, ... and near 1 at x^2 + e_1, x^4 + e_1, ... *)
Lemma slope_right d w (a delta : K) n : (1 <= w)%nat -> $(1 # 2) <= a <= 1 ->
  failing d a delta (fun y : K => y) (one_heard d w 1 1 (- $(1 # 5))) n 0 0 = 0%nat /\
  failing d a delta (fun y : K => y) (one_heard d w 1 1 (- $(1 # 5))) n 1 1 = 0%nat.
Proof.
  intros Hw Ha. assert (B : forall k, (1 <= k)%nat -> 0 < abscissa a k /\ abscissa a k * (Qnat k + $(3 # 4)) == a /\ 1
    <= Qnat k).
  { intros k Hk. split; [apply abscissa_range, Ha|]. split; [apply abscissa_times|apply Qnat_ge_1, Hk]. }
  split; apply none_fail; intros k Hk L; rewrite one_heard_value by exact Hw; apply abs_lt_condition;
    destruct (B k ltac:(lia)) as (P & T & K1); rewrite first_moved.
  - rewrite (moved_by_0 d a delta k 0 Ha), L. rewrite relu_pos by fra. assert (abscissa a k <= $(4 # 7)) by fnra. fra.
  - rewrite (moved_by_1 d a delta k 1 Ha). rewrite relu_pos by fra.
    assert (K2 : $2 <= Qnat k).
    { rewrite (f_x_point d a n k Ha Hk) in L. destruct k as [|[|k]]; [lia|exfalso; revert L; unfold label; simpl; fra|].
      rewrite !Qnat_S. pose proof (@Qnat_pos K k). fra. }
    assert (abscissa a k <= $(4 # 11)) by fnra. fra.
Qed.

(** ** A8: the signs of the first weights and of the output are free *)

Lemma opposite_neuron (n : neuron K) x :
  affine_form {| weights := map fopp (weights n); bias := - bias n |} x == - affine_form n x.
Proof.
  unfold affine_form. cbn [weights bias].
  assert (D : dot (map fopp (weights n)) x == - dot (weights n) x); [|rewrite D; ring].
  revert x. induction (weights n) as [|u w IH]; intros [|v x]; simpl; try ring. rewrite IH. ring.
Qed.

Lemma shaped_as layers (out out' : neuron K) : length (weights out') = length (weights out) ->
  forall m, shaped m layers out -> shaped m layers out'.
Proof. intros L. induction layers as [|l layers IH]; simpl; intros m; [congruence|intros [A B]; split; auto]. Qed.

Definition sided (W omega e : K) (s : bool) (d k : nat) (N : list nat) : network :=
  let out := snd (heavy W e k N) in
  {| hidden := repeat {| weights := 0 :: omega :: repeat 0 (d - 2); bias := 0 |} k :: fst (heavy W e k N);
     output := if s then out else {| weights := map fopp (weights out); bias := - bias out |} |}.

Lemma sided_NN W omega e s d k N : 0 <= W -> - W <= omega <= W -> (2 <= d)%nat -> Forall (le 1) (k :: N) ->
  NN d (k :: N) (sided W omega e s d k N) /\ weights_at_most W (sided W omega e s d k N).
Proof.
  intros HW Ho Hd HN. destruct (heavy_shaped W e HW N k) as [Rows [Sizes [F G]]]. unfold sided. split.
  - split; [lia|]. split; [discriminate|]. split; [exact HN|]. cbn [hidden output map shaped].
    rewrite repeat_length, Sizes. split; [reflexivity|]. split.
    + apply Forall_forall. intros n Hn. apply repeat_spec in Hn. subst n. simpl. rewrite repeat_length. lia.
    + destruct s; [exact Rows|]. revert Rows. apply shaped_as. cbn [weights]. apply map_length.
  - split.
    + constructor; [|exact F]. apply Forall_forall. intros n Hn. apply repeat_spec in Hn. subst n.
      apply Forall_forall. simpl. intros w [<-|[<-|Hw]]; [rewrite abs_pos; fra|apply abs_le_condition; exact Ho|].
      apply repeat_spec in Hw. subst w. rewrite abs_pos; fra.
    + cbn [output]. destruct s; [exact G|]. unfold bounded in *. cbn [weights]. apply Forall_map.
      eapply Forall_impl; [|exact G]. intros w Hw. cbv beta in *. rewrite abs_opp. exact Hw.
Qed.

Lemma sided_value W omega e s d k N u v : 0 <= W ->
  value (sided W omega e s d k N) (u :: v :: repeat 0 (d - 2)) ==
  (if s then 1 else - (1)) * (power W (length (k :: N)) * Qnat (product (k :: N)) * relu (omega * v) + e).
Proof.
  intros HW. set (x := u :: v :: repeat 0 (d - 2)).
  destruct (layer_repeat {| weights := 0 :: omega :: repeat 0 (d - 2); bias := 0 |} (relu (omega * v)) x k) as [Eq L].
  { unfold affine_form, x. simpl. rewrite dot_zero. setoid_replace (0 * u + (omega * v + 0) + 0) with (omega * v) by
    ring.
    reflexivity. }
  assert (V : affine_form (snd (heavy W e k N)) (fold_left relu_layer (hidden (sided W omega e s d k N)) x) ==
    power W (length (k :: N)) * Qnat (product (k :: N)) * relu (omega * v) + e).
  { unfold sided. cbn [hidden fold_left]. set (y := relu_layer x _) in *. rewrite <- L at 1 2.
    rewrite (heavy_value W e HW N (relu (omega * v)) y); [|apply le_max_l|exact Eq]. rewrite L. reflexivity. }
  unfold value. unfold sided at 1. cbn [output]. destruct s; [rewrite V; ring|].
  rewrite opposite_neuron. rewrite V. ring.
Qed.

Lemma labels_of_z (a : K) : (forall d delta k, f a (z_point d a delta k) = 0) \/
  forall d delta k, f a (x_point d a k) = label k /\ f a (z_point d a delta k) = label k.
Proof.
  destruct (lt_le_dec 0 a) as [A|A]; [right; intros; split; [apply label_x|apply label_z]; exact A|left].
  intros d delta k. unfold f. replace (le_bool (first (z_point d a delta k)) 0) with true; [reflexivity|].
  symmetry. apply le_bool_iff. change (first (z_point d a delta k)) with (abscissa a k).
  pose proof (@Qnat_pos K k). pose proof (abscissa_times a k). apply le_not_lt. intros B. fnra.
Qed.

Lemma attained_any d N a delta W e : (2 <= d)%nat -> N <> [] -> Forall (le 1) N -> 0 <= W -> 0 <= e ->
  1 - $2 * e == power W (length N + 1) * Qnat (product N) * delta ->
  exists phi, NN d N phi /\ weights_at_most W phi /\
    forall k, fabs (value phi (z_point d a delta k) - f a (z_point d a delta k)) == e.
Proof.
  intros Hd Hne HN HW He E. destruct N as [|n N]; [contradiction|]. rewrite Nat.add_1_r in E. rewrite power_S in E.
  set (p := power W (length (n :: N)) * Qnat (product (n :: N))).
  assert (E' : 1 - $2 * e == W * p * delta) by (rewrite E; unfold p; ring). clear E.
  destruct (labels_of_z a) as [Z|Z].
  - exists (sided W 0 e true d n N). destruct (sided_NN W 0 e true d n N HW ltac:(fra) Hd HN) as [H H'].
    split; [exact H|]. split; [exact H'|]. intros k. rewrite (Z d delta k). unfold z_point.
      rewrite sided_value by exact HW.
    rewrite relu_neg by fra. fold p. rewrite abs_pos; fra.
  - destruct (lt_le_dec delta 0) as [D|D].
    + exists (sided W (- W) (- e) false d n N). destruct (sided_NN W (- W) (- e) false d n N HW ltac:(fra) Hd HN) as [H
      H'].
      split; [exact H|]. split; [exact H'|]. intros k. destruct (Z d delta k) as [X Zk]. rewrite Zk. unfold z_point.
        rewrite X.
      rewrite sided_value by exact HW. fold p. pose proof (@label_range K k).
      rewrite relu_pos by (assert (0 <= W * (- delta)) by fnra; assert (0 <= W * (- delta) * label k) by fnra; fra).
      setoid_replace (- (1) * (p * (- W * (delta * label k)) + - e) - label k) with (W * p * delta * label k + e - label
        k) by ring.
      rewrite <- E'. destruct (label_0_or_1 (K := K) k) as [-> | ->]; [rewrite abs_pos|rewrite abs_neg]; fra.
    + exists (sided W W e true d n N). destruct (sided_NN W W e true d n N HW ltac:(fra) Hd HN) as [H H'].
      split; [exact H|]. split; [exact H'|]. intros k. destruct (Z d delta k) as [X Zk]. rewrite Zk. unfold z_point.
        rewrite X.
      rewrite sided_value by exact HW. fold p. pose proof (@label_range K k).
      rewrite relu_pos by (assert (0 <= W * delta) by fnra; assert (0 <= W * delta * label k) by fnra; fra).
      setoid_replace (1 * (p * (W * (delta * label k)) + e) - label k) with (W * p * delta * label k + e - label k) by
        ring.
      rewrite <- E'. destruct (label_0_or_1 (K := K) k) as [-> | ->]; [rewrite abs_pos|rewrite abs_neg]; fra.
Qed.
End StrongerAttained.

Lemma feq_refl' {K : archimedean_field} (x : K) : x == x. Proof. reflexivity. Qed.
Lemma zero_small {K : archimedean_field} n : fabs (@fzero K) <= eps n.
Proof. eapply le_trans; [|apply lt_le, eps_pos]. rewrite abs_pos; apply le_refl. Qed.

Ltac prove_Zigzag_A3_attained :=
  intros K d w a n Hd Hw Ha;
  first
    [ exists (one_heard d w fone fone (fopp $(1 # 5))); split; [apply one_heard_NN; lia |]; intros delta;
      destruct (slope_right d w a delta n ltac:(lia) Ha) as [-> ->]; lia
    | exists (one_heard d w fzero fzero fone); split; [apply one_heard_NN; lia |]; intros delta;
      rewrite ?(proj1 (constants_right d w a delta n fone fone ltac:(lia) Ha) (feq_refl' _)),
        ?(proj2 (constants_right d w a delta n fzero fone ltac:(lia) Ha) (feq_refl' _)); lia
    | exists (one_heard d w fzero fzero fzero); split; [apply one_heard_NN; lia |]; intros delta;
      rewrite ?(proj1 (constants_right d w a delta n fzero fzero ltac:(lia) Ha) (feq_refl' _)); lia ].

(** At least (n - P - 1)/2 points fail: A3. *)
Ltac prove_Zigzag_A3_not_lowered :=
  intros K d w a q Hd Hw Ha Hq;
  first
    [ exists (one_heard d w fzero fzero fone); split; [apply one_heard_NN; lia |]; intros delta s Hs;
      rewrite (proj2 (constants_right d w a delta _ s fone ltac:(lia) Ha) (feq_refl' _)); lia
    | let phi := fresh "phi" in let H := fresh "H" in let F := fresh "F" in
      destruct (Zigzag.A3_not_lowered d w a q Hd Hw Ha Hq) as (phi & H & F); exists phi; split; [exact H |];
      intros delta s Hs; pose proof (F delta fzero (or_introl eq_refl)) as F0; pose proof (F delta fone (or_intror
        eq_refl)) as F1;
      pose proof (A3_universal_instability d [w] phi (fun y : K => y) a delta fzero (4 * q + P [w] - 3) H (or_introl
        (fun _ _ h => h)) Ha
        (zero_small _)) as A;
      destruct Hs; subst s; simpl P in *; lia ].

Ltac prove_Precision_A8_attained :=
  intros K d N a delta W e; intros;
  let phi := fresh "phi" in let h1 := fresh in let h2 := fresh in let h3 := fresh in
  destruct (attained_any d N a delta W e) as (phi & h1 & h2 & h3); try assumption;
  exists phi; split; [exact h1 | split; [exact h2 | intros; apply h3]].
