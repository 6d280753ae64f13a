(** * Mutants that hold: the theorems of A3, A6, A8, B0, B1, B4, B5 for all a > 0, or all a >= 1/2

    f_a(a x) = f_1(x), so the statements, which ask for 1/2 <= a <= 1, hold for other a as well: where no first
      coordinate
    moves for all a > 0, and where it moves by at most eps(n) for all a >= 1/2. *)

From Coq Require Import ZArith QArith List Sorted Lia Setoid.
From Barriers Require Import OrderedFields Archimedean Networks Classification Alternation Instability StableNetwork.
From Barriers Require Import Minimisers Precision.
Import ListNotations.
Open Scope field_scope.

Section AnyLevel.
Context {K : archimedean_field}.
Local Notation vector := (vector K).
Local Notation network := (network K).
Local Notation "0" := (@fzero K) : field_scope.
Local Notation "1" := (@fone K) : field_scope.
Local Notation eps := (@eps K).
Local Notation label := (@label K).
Local Notation Qnat := (@Qnat K).
Add Field K_f : (K_field K) (morphism (of_Q_morph K), constants [f_cst], setoid (K_setoid K) (K_ext K)).

(** ** Labels *)

Lemma abscissa_times a k : abscissa a k * (Qnat k + $(3 # 4)) == a.
Proof. pose proof (@Qnat_pos K k). unfold abscissa. field. fra. Qed.

Lemma abscissa_positive a k : 0 < a -> 0 < abscissa a k.
Proof. intros H. pose proof (@Qnat_pos K k). apply lt_shift_div_l; fra. Qed.

Lemma label_x d a k : 0 < a -> f a (x_point d a k) = label k.
Proof.
  intros H. pose proof (abscissa_times a k). pose proof (abscissa_positive a k H).
  apply f_label; change (first (x_point d a k)) with (abscissa a k); fra.
Qed.

Lemma label_z d a delta k : 0 < a -> f a (z_point d a delta k) = label k.
Proof. intros H. rewrite <- (label_x d a k H). apply f_proper. reflexivity. Qed.

Lemma abscissa_falls a i j : 0 < a -> (i < j)%nat -> abscissa a j < abscissa a i.
Proof.
  intros H L. pose proof (abscissa_times a i). pose proof (abscissa_times a j). pose proof (abscissa_positive a j H).
  pose proof (@Qnat_pos K i). assert (Qnat i + 1 <= Qnat j) by (rewrite <- Qnat_S; apply Qnat_le; lia).
  apply lt_not_le. intros B.
  assert (abscissa a i * (Qnat i + $(3 # 4)) <= abscissa a j * (Qnat i + $(3 # 4))) by fnra.
  assert (abscissa a j * (Qnat i + $(3 # 4)) < abscissa a j * (Qnat j + $(3 # 4))) by fnra. fra.
Qed.

Lemma f_scaled a x y : 0 < a -> first x == a * first y -> f a x = f 1 y.
Proof.
  intros H E. unfold f. assert (B : le_bool (first x) 0 = le_bool (first y) 0).
  { apply Bool.eq_true_iff_eq. rewrite !le_bool_iff, E. split; intros; [apply le_not_lt; intros ?|]; fnra. }
  rewrite B. destruct (le_bool (first y) 0) eqn:Y; [reflexivity|]. apply Bool.not_true_iff_false in Y.
  rewrite le_bool_iff in Y. apply lt_not_le in Y.
  assert (D : a / first x == 1 / first y) by (rewrite E; field; split; fra). rewrite D. reflexivity.
Qed.

(** Above 1/2: A1 at a = 1, and smaller balls. *)
Lemma labels_above a n k p : $(1 # 2) <= a -> (1 <= k <= n)%nat -> fabs (first p - abscissa a k) <= eps n ->
  f a p = label k.
Proof.
  intros Ha Hk Hp. destruct (lt_le_dec 1 a) as [L|L]; [|apply (A1_labels a (conj Ha L) n); assumption].
  rewrite (f_scaled a p [first p / a]); [|fra|change (first [first p / a]) with (first p / a); field; fra].
  apply (A1_labels 1 ltac:(fra) n); [exact Hk|]. change (first [first p / a]) with (first p / a).
  assert (E : first p - abscissa a k == a * (first p / a - abscissa 1 k)).
  { pose proof (@Qnat_pos K k). unfold abscissa. field. split; fra. }
  rewrite E in Hp. apply abs_le_condition in Hp. apply abs_le_condition. pose proof (@eps_pos K n).
  set (u := first p / a - abscissa 1 k) in *. clearbody u. split; apply le_not_lt; intros ?; fnra.
Qed.

Lemma label_p d a t n k : $(1 # 2) <= a -> (1 <= k <= n)%nat -> fabs t <= eps n -> f a (p_point d a t k) = label k.
Proof.
  intros Ha Hk Ht. apply (labels_above a n); auto. change (first (p_point d a t k)) with (abscissa a k + t).
  setoid_replace (abscissa a k + t - abscissa a k) with t by ring. exact Ht.
Qed.

(** x^0 = 4a/3 is right of a. *)
Lemma label_p_from_0 d a t n k : $(1 # 2) <= a -> (k <= n)%nat -> fabs t <= eps n -> f a (p_point d a t k) = label k.
Proof.
  intros Ha Hk Ht. destruct k as [|k]; [|apply (label_p d a t n); auto; lia]. apply f_beyond; [fra|].
  change (first (p_point d a t 0)) with (abscissa a 0 + t). pose proof (abscissa_times a 0) as E.
  change (Qnat 0) with 0 in E. pose proof (@eps_small K n). apply abs_le_condition in Ht. fra.
Qed.

Lemma p_point_0 d a k : same (x_point d a k) (p_point d a 0 k).
Proof. constructor; [ring|apply same_refl]. Qed.

Lemma label_p_0 d a k : 0 < a -> f a (p_point d a 0 k) = label k.
Proof. intros H. rewrite <- (label_x d a k H). apply f_proper. change (abscissa a k + 0 == abscissa a k). ring. Qed.

(** ** A3, wherever the labels on the line alternate *)

Lemma line_changes_any d N phi g a t n : NN d N phi -> monotone g -> 0 < a ->
  (changes (map (fun k => above g (value phi (p_point d a t k))) (seq 1 n)) <= P N)%nat.
Proof.
  intros H Hg Ha. set (o := repeat 0 (d - 2)).
  set (h s := above g (value phi (line (0 :: 0 :: o) (- (1) :: 0 :: o) s))).
  replace (map _ (seq 1 n)) with (map h (map (fun k => - (abscissa a k + t)) (seq 1 n))).
  - apply (line_changes d); auto. generalize 1%nat. induction n as [|n IH]; intros i; simpl; constructor; [apply IH|].
    apply Forall_forall. intros u Hu. apply in_map_iff in Hu. destruct Hu as [j [<- Hj]]. apply in_seq in Hj.
    pose proof (abscissa_falls a i j Ha ltac:(lia)). fra.
  - rewrite map_map. apply map_ext. intros k. unfold h, above.
    rewrite (monotone_proper g _ (value phi (p_point d a t k)) Hg); [reflexivity|]. apply value_same.
    simpl. constructor; [ring|constructor; [ring|apply same_on_line]].
Qed.

Lemma on_the_line d N phi g a t n : NN d N phi -> monotone g -> 0 < a ->
  (forall k, (1 <= k <= n)%nat -> f a (p_point d a t k) = label k) ->
  (n <= 2 * count (fun k => fails g phi a (p_point d a t k)) n + P N + 1)%nat.
Proof.
  intros H Hg Ha Hf. destruct n as [|m]; [lia|].
  set (c k := above g (value phi (p_point d a t k))). pose proof (alternation c m 1) as A.
  assert (C : (changes (map c (seq 1 (S m))) <= P N)%nat) by (apply (line_changes_any d N); assumption).
  assert (W : (count (fun k => xorb (c k) (Nat.even k)) (S m) <=
    count (fun k => fails g phi a (p_point d a t k)) (S m))%nat).
  { apply count_impl. intros k Hk E. apply (wrong_side_fails _ _ _ _ k); [apply Hf, Hk|].
    intros B. unfold c in E. rewrite B, Bool.xorb_nilpotent in E. discriminate. }
  unfold count in W at 1. destruct (xorb (c 1%nat) (Nat.even 1)); lia.
Qed.

Lemma universal d N phi g a delta t n : NN d N phi -> monotone g -> 0 < a ->
  (forall k, (1 <= k <= n)%nat -> f a (p_point d a t k) = label k) ->
  (n <= 2 * (failing d a delta g phi n 0 t + failing d a delta g phi n 1 t) + P N + 1)%nat.
Proof.
  intros H Hg Ha Hf. pose proof (on_the_line d N phi g a t n H Hg Ha Hf) as A.
  eapply Nat.le_trans; [exact A|]. apply Nat.add_le_mono_r, Nat.add_le_mono_r, Nat.mul_le_mono_l.
  eapply Nat.le_trans; [|apply count_or]. apply count_impl. intros k Hk Fk. apply Bool.orb_true_iff.
  pose proof (label_x d a k Ha) as L.
  destruct (label_0_or_1 (K := K) k) as [E|E]; [left|right]; rewrite E in L; apply Bool.andb_true_iff; rewrite L; split;
    try (apply eq_bool_iff; reflexivity);
    rewrite (fails_same g phi a _ (p_point d a t k) Hg); auto; apply eta_erases; rewrite L; reflexivity.
Qed.

Lemma x_points d N phi g a n : NN d N phi -> monotone g -> 0 < a ->
  (n <= 2 * count (fun k => fails g phi a (x_point d a k)) n + P N + 1)%nat.
Proof.
  intros H Hg Ha. pose proof (on_the_line d N phi g a 0 n H Hg Ha (fun k _ => label_p_0 d a k Ha)) as A.
  assert (C : (count (fun k => fails g phi a (p_point d a 0 k)) n <= count (fun k => fails g phi a (x_point d a k))
    n)%nat);
    [|lia].
  apply count_impl. intros k _ E. rewrite <- E. apply fails_same; [exact Hg|apply p_point_0].
Qed.

Lemma universal_above d N phi g a delta t n : NN d N phi -> monotone g -> $(1 # 2) <= a -> fabs t <= eps n ->
  (n <= 2 * (failing d a delta g phi n 0 t + failing d a delta g phi n 1 t) + P N + 1)%nat.
Proof. intros H Hg Ha Ht. apply universal; auto; [fra|]. intros k Hk. apply (label_p d a t n); assumption. Qed.

Lemma one_vector_above d N phi g a delta t n q :
  NN d N phi -> monotone g -> $(1 # 2) <= a -> 0 <= delta <= eps n -> fabs t <= eps n -> (4 * q + P N <= n + 2)%nat ->
  exists s, (s = 0 \/ s = 1) /\
    norm (eta d delta s t) <= fmax (fabs t) delta <= eps n /\
    (q <= count (fun k => fails g phi a (add (z_point d a delta k) (eta d delta s t))) n)%nat /\
    forall k, (k <= n)%nat -> f a (add (z_point d a delta k) (eta d delta s t)) = f a (z_point d a delta k).
Proof.
  intros H Hg Ha Hd Ht Hn. pose proof (universal_above d N phi g a delta t n H Hg Ha Ht) as A.
  assert (G : forall s, s = 0 \/ s = 1 -> (q <= failing d a delta g phi n s t)%nat -> exists s, (s = 0 \/ s = 1) /\
    norm (eta d delta s t) <= fmax (fabs t) delta <= eps n /\
    (q <= count (fun k => fails g phi a (add (z_point d a delta k) (eta d delta s t))) n)%nat /\
    forall k, (k <= n)%nat -> f a (add (z_point d a delta k) (eta d delta s t)) = f a (z_point d a delta k)).
  { intros s Hs Hq. exists s. split; [exact Hs|]. split; [|split].
    - split; [apply norm_eta; [fra|exact Hs]|apply max_lub; fra].
    - eapply Nat.le_trans; [exact Hq|]. apply count_impl. intros k _ E. apply Bool.andb_true_iff in E. apply E.
    - intros k Hk. rewrite (label_z d a delta k) by fra. rewrite <- (label_p_from_0 d a t n k) by assumption.
      apply f_proper. reflexivity. }
  assert (q <= failing d a delta g phi n 0 t \/ q <= failing d a delta g phi n 1 t)%nat as [Hq|Hq] by lia; eauto.
Qed.

Lemma breaks_any d N phi g a delta n : NN d N phi -> monotone g -> 0 < a ->
  (forall k, (1 <= k <= n)%nat -> fails g phi a (z_point d a delta k) = false) ->
  (n <= 2 * count (fun k => negb (fails g phi a (z_point d a delta k)) &&
                            fails g phi a (add (z_point d a delta k) (eta d delta 1 0))) n + P N + 1)%nat.
Proof.
  intros H Hg Ha Hz. pose proof (universal d N phi g a delta 0 n H Hg Ha (fun k _ => label_p_0 d a k Ha)) as A.
  assert (failing d a delta g phi n 0 0 = 0)%nat as F0.
  { apply count_none. intros k Hk. apply Bool.andb_false_iff.
    destruct (eq_bool (f a (x_point d a k)) 0) eqn:E; [right|left; reflexivity].
    apply eq_bool_iff in E. rewrite <- (Hz k Hk). apply fails_same; [exact Hg|].
    simpl. constructor; [ring|]. constructor; [ring|]. induction (d - 2)%nat; simpl; constructor; [ring|assumption]. }
  assert (F1 : (failing d a delta g phi n 1 0 <= count (fun k => negb (fails g phi a (z_point d a delta k)) &&
    fails g phi a (add (z_point d a delta k) (eta d delta 1 0))) n)%nat); [|lia].
  apply count_impl. intros k Hk E. apply Bool.andb_true_iff in E. rewrite (Hz k Hk). apply E.
Qed.

(** ** A6 *)

Lemma dimensions_any d N phi g a n : NN d N phi -> monotone g -> 0 < a ->
  (forall k, (1 <= k <= n)%nat -> fails g phi a (x_point d a k) = false) -> (n <= P N + 1)%nat.
Proof. intros H Hg Ha Hx. pose proof (x_points d N phi g a n H Hg Ha) as A. rewrite count_none in A; [lia|exact Hx].
  Qed.

(** A network sees no more coordinates than it has inputs. *)
Lemma value_sees d N (phi : network) (u x y : vector) : NN d N phi -> length u = d -> value phi (u ++ x) = value phi (u
  ++ y).
Proof.
  intros (_ & Hne & _ & E & S) L. unfold value. destruct (hidden phi) as [|l layers]; [symmetry in E; contradiction|].
  destruct S as [S _]. simpl. f_equal. f_equal. unfold relu_layer. apply map_ext_in. intros m Hm.
  apply (proj1 (Forall_forall _ _) S) in Hm. unfold affine_form. f_equal. f_equal. rewrite <- L in Hm. clear - Hm.
  revert Hm. generalize (weights m). clear. intros w. revert u.
  induction w as [|b w IH]; intros [|c u] H; simpl in *; try discriminate; [destruct x, y; reflexivity|].
  f_equal. apply IH. congruence.
Qed.

(** In one dimension there is no tiny print. *)
Lemma accurate_any d N phi g a delta n : NN d N phi -> monotone g -> 0 < a -> 0 <= delta ->
  (forall k y, (1 <= k <= n)%nat -> length y = d -> norm y <= delta ->
    fails g phi a (add (z_point d a delta k) y) = false) -> (n <= P N + 1)%nat.
Proof.
  intros H Hg Ha Hd Hs. apply (dimensions_any d N phi g a n H Hg Ha). intros k Hk.
  assert (M : fmax (fabs 0) delta <= delta) by (apply max_lub; [rewrite abs_pos; fra|fra]).
  destruct d as [|[|d]]; [destruct H; lia| |].
  - assert (N0 : norm [0] <= delta).
    { unfold norm. cbn [length repeat distance]. setoid_replace (0 - 0) with 0 by ring.
      apply max_lub; [rewrite abs_pos; fra|exact Hd]. }
    rewrite <- (Hs k [0] Hk eq_refl N0). unfold fails. cbn [add z_point].
    rewrite (f_proper a (x_point 1 a k) [abscissa a k + 0]) by (change (abscissa a k == abscissa a k + 0); ring).
    change (x_point 1 a k) with ([abscissa a k] ++ [0]).
    rewrite (value_sees 1 N phi [abscissa a k] [0] [] H eq_refl : value phi ([abscissa a k] ++ [0]) = value phi
      [abscissa a k]).
    rewrite (monotone_proper g _ (value phi [abscissa a k + 0]) Hg); [reflexivity|].
    apply value_same. constructor; [ring|constructor].
  - destruct (label_0_or_1 (K := K) k) as [E|E]; rewrite <- (label_x (S (S d)) a k Ha) in E;
      [rewrite <- (Hs k (eta (S (S d)) delta 0 0) Hk)|rewrite <- (Hs k (eta (S (S d)) delta 1 0) Hk)].
    all: try (simpl; rewrite repeat_length; lia).
    all: try (eapply le_trans; [apply norm_eta; auto|exact M]).
    all: apply fails_same; [exact Hg|]; simpl; constructor; [ring|]; constructor; [rewrite E; ring|].
    all: replace (S (S d) - 2)%nat with d by lia; rewrite ?Nat.sub_0_r; clear; induction d; simpl; constructor;
      [ring|assumption].
Qed.

(** Perturbations of one coordinate more do as well: what is beyond d coordinates is not added. *)
Lemma longer_any d N phi g a delta n : (2 <= d)%nat -> NN d N phi -> monotone g -> 0 < a -> 0 <= delta ->
  (forall k y, (1 <= k <= n)%nat -> length y <> d -> norm y <= delta ->
    fails g phi a (add (z_point d a delta k) y) = false) -> (n <= P N + 1)%nat.
Proof.
  intros H2 H Hg Ha Hd Hs. apply (dimensions_any d N phi g a n H Hg Ha). intros k Hk.
  destruct (label_0_or_1 (K := K) k) as [E|E]; rewrite <- (label_x d a k Ha) in E;
    [rewrite <- (Hs k (eta (S d) delta 0 0) Hk)|rewrite <- (Hs k (eta (S d) delta 1 0) Hk)].
  all: try (simpl; rewrite repeat_length; lia).
  all: try (eapply le_trans; [apply norm_eta; auto|apply max_lub; [rewrite abs_pos; fra|fra]]).
  all: apply fails_same; [exact Hg|]; simpl; constructor; [ring|]; constructor; [rewrite E; ring|].
  all: replace (d - 1)%nat with (S (d - 2)) by lia; generalize (d - 2)%nat.
  all: clear; intros m; induction m; simpl in *; constructor; [ring|assumption].
Qed.

(** ** B0 *)

Lemma half_any d N phi a r : NN d N phi -> 0 < a -> (P N + 2 <= r)%nat ->
  exists j, (1 <= j <= r)%nat /\ $(1 # 2) <= fabs (value phi (x_point d a j) - f a (x_point d a j)).
Proof.
  intros H Ha Hr. assert (Hg : monotone (fun q : K => q)) by (left; auto).
  pose proof (x_points d N phi _ a r H Hg Ha) as A.
  destruct (count_some (fun k => fails (fun q => q) phi a (x_point d a k)) r) as [j [Hj E]]; [lia|].
  exists j. split; [exact Hj|]. apply le_bool_iff. exact E.
Qed.

(** ** s other than 0 and 1 *)

(** At height delta/2 the points of label 1 are z + eta_{1/2}, those of label 0 are z + eta_{-1/2}. *)
Lemma one_vector_half d N phi g a delta t n q :
  NN d N phi -> monotone g -> $(1 # 2) <= a -> 0 <= delta <= eps n -> fabs t <= eps n -> (4 * q + P N <= n + 2)%nat ->
  exists s, (s = $(1 # 2) \/ s = $(-1 # 2)) /\
    norm (eta d delta s t) <= fmax (fabs t) delta <= eps n /\
    (q <= count (fun k => fails g phi a (add (z_point d a delta k) (eta d delta s t))) n)%nat /\
    forall k, (1 <= k <= n)%nat -> f a (add (z_point d a delta k) (eta d delta s t)) = f a (z_point d a delta k).
Proof.
  intros H Hg Ha Hd Ht Hn. set (h k := abscissa a k + t :: $(1 # 2) * delta :: repeat 0 (d - 2)).
  assert (Lh : forall k, (1 <= k <= n)%nat -> f a (h k) = label k).
  { intros k Hk. rewrite <- (label_p d a t n k Ha Hk Ht). apply f_proper. reflexivity. }
  assert (C : (changes (map (fun k => above g (value phi (h k))) (seq 1 n)) <= P N)%nat).
  { set (o := repeat 0 (d - 2)).
    set (b s := above g (value phi (line (0 :: $(1 # 2) * delta :: o) (- (1) :: 0 :: o) s))).
    replace (map _ (seq 1 n)) with (map b (map (fun k => - (abscissa a k + t)) (seq 1 n))).
    - apply (line_changes d); auto. generalize 1%nat. clear - Ha. induction n as [|n IH]; intros i; simpl; constructor;
      [apply IH|].
      apply Forall_forall. intros u Hu. apply in_map_iff in Hu. destruct Hu as [j [<- Hj]]. apply in_seq in Hj.
      pose proof (abscissa_falls a i j ltac:(fra) ltac:(lia)). fra.
    - rewrite map_map. apply map_ext. intros k. unfold b, above.
      rewrite (monotone_proper g _ (value phi (h k)) Hg); [reflexivity|]. apply value_same.
      simpl. constructor; [ring|constructor; [ring|apply same_on_line]]. }
  assert (A : (n <= 2 * count (fun k => fails g phi a (h k)) n + P N + 1)%nat).
  { destruct n as [|m]; [lia|]. set (c k := above g (value phi (h k))) in *. pose proof (alternation c m 1) as A.
    assert (W : (count (fun k => xorb (c k) (Nat.even k)) (S m) <= count (fun k => fails g phi a (h k)) (S m))%nat).
    { apply count_impl. intros k Hk E. apply (wrong_side_fails _ _ _ _ k); [apply Lh, Hk|].
      intros B. unfold c in E. rewrite B, Bool.xorb_nilpotent in E. discriminate. }
    unfold count in W at 1. destruct (xorb (c 1%nat) (Nat.even 1)); lia. }
  set (F s k := fails g phi a (add (z_point d a delta k) (eta d delta s t))).
  assert (U : (count (fun k => fails g phi a (h k)) n <= count (F $(1 # 2)) n + count (F $(-1 # 2)) n)%nat).
  { eapply Nat.le_trans; [|apply count_or]. apply count_impl. intros k Hk Fk. apply Bool.orb_true_iff. unfold F.
    pose proof (label_x d a k ltac:(fra)) as L. destruct (label_0_or_1 (K := K) k) as [E|E]; [right|left];
      rewrite (fails_same g phi a _ (h k) Hg); auto; simpl; rewrite L, E;
      (constructor; [reflexivity|]); (constructor; [ring|]);
      generalize (d - 2)%nat; intros m; induction m; simpl; constructor; try ring; assumption. }
  assert (G : forall s, s = $(1 # 2) \/ s = $(-1 # 2) -> (q <= count (F s) n)%nat -> exists s, (s = $(1 # 2) \/ s = $(-1
    # 2)) /\
    norm (eta d delta s t) <= fmax (fabs t) delta <= eps n /\
    (q <= count (fun k => fails g phi a (add (z_point d a delta k) (eta d delta s t))) n)%nat /\
    forall k, (1 <= k <= n)%nat -> f a (add (z_point d a delta k) (eta d delta s t)) = f a (z_point d a delta k)).
  { intros s Hs Hq. exists s. split; [exact Hs|]. split; [split|split; [exact Hq|]].
    - unfold norm, eta. cbn [length repeat distance].
      assert (D : forall m, distance (repeat 0 m) (repeat 0 (length (repeat 0 m))) <= 0).
      { induction m; cbn [repeat length distance]; [fra|]. apply max_lub; [|assumption]. rewrite abs_pos; fra. }
      pose proof (le_max_l (fabs t) delta). pose proof (le_max_r (fabs t) delta).
      apply max_lub; [setoid_replace (t - 0) with t by ring; fra|]. apply max_lub; [|specialize (D (d - 2)%nat); fra].
      apply abs_le_condition. destruct Hs as [-> | ->]; fra.
    - apply max_lub; fra.
    - intros k Hk. rewrite (label_z d a delta k) by fra. rewrite <- (label_p d a t n k) by assumption.
      apply f_proper. reflexivity. }
  assert (q <= count (F $(1 # 2)) n \/ q <= count (F $(-1 # 2)) n)%nat as [Hq|Hq] by lia; eauto.
Qed.

Lemma half_is_neither (s : K) : s = $(1 # 2) \/ s = $(-1 # 2) -> s <> 0 /\ s <> 1.
Proof.
  assert (D : forall u v : K, ~ u == v -> u <> v) by (intros u v A E; apply A; rewrite E; reflexivity).
  intros [-> | ->]; split; apply D; fra.
Qed.

(** ** Labels, without any condition *)

Lemma f_0_or_1_any (a : K) (p : vector) : f a p = 0 \/ f a p = 1.
Proof.
  unfold f. destruct (le_bool _ _); [left; reflexivity|]. generalize (ceiling (a / first p)). intros z.
  assert (E : (z mod 2 = 0 \/ z mod 2 = 1)%Z) by (pose proof (Z.mod_pos_bound z 2); lia).
  destruct E as [-> | ->]; [left|right]; reflexivity.
Qed.

Lemma half_attained_any d N (a : K) : (1 <= d)%nat -> N <> [] -> Forall (le 1) N ->
  exists phi, NN d N phi /\ (forall x, value phi x == $(1 # 2)) /\
    forall j, fabs (value phi (x_point d a j) - f a (x_point d a j)) == $(1 # 2).
Proof.
  intros Hd Hne HN. destruct (B0_half_attained d N 1 0 Hd Hne HN ltac:(fra)) as (phi & H & V & _).
  exists phi. split; [exact H|]. split; [exact V|]. intros j. rewrite V.
  pose proof (abs_spec ($(1 # 2) - f a (x_point d a j))).
  destruct (f_0_or_1_any a (x_point d a j)) as [E|E]; rewrite E in *; fra.
Qed.

(** For a <= 0 there are no such x, for k = 0 they are beyond a. *)
Lemma level_sets_any (a : K) (x : vector) k : a / (Qnat k + 1) <= first x -> ((1 <= k)%nat -> first x < a / Qnat k) ->
  (0 < a \/ (1 <= k)%nat) -> f a x = label k.
Proof.
  intros L U C. pose proof (@Qnat_pos K k) as K0. destruct k as [|k].
  - apply f_beyond; [destruct C; [assumption|lia]|].
    assert (E : a / (Qnat 0 + 1) == a) by (change (Qnat 0) with 0; field; fra). rewrite E in L. exact L.
  - specialize (U ltac:(lia)). pose proof (Qnat_ge_1 (K := K) (S k) ltac:(lia)) as K1.
    destruct (lt_le_dec 0 a) as [A|A]; [apply f_on_level_sets; auto; lia|exfalso].
    assert (E : a / Qnat (S k) <= a / (Qnat (S k) + 1)) by (apply fractions_le; fnra). fra.
Qed.

Lemma sets_close_any d (a delta : K) k : 0 <= delta -> distance (z_point d a delta k) (z_point d a 0 k) <= delta.
Proof.
  intros Hd. assert (Z : forall m, distance (repeat 0 m) (repeat 0 m) <= delta).
  { induction m; cbn [repeat distance]; [exact Hd|]. apply max_lub; [|assumption]. apply abs_le_condition. fra. }
  unfold z_point. cbn [distance]. apply max_lub; [apply abs_le_condition; fra|]. apply max_lub; [|apply Z].
  apply abs_le_condition. destruct (f_0_or_1_any a (x_point d a k)) as [E|E]; rewrite E; fra.
Qed.
End AnyLevel.

(** Whatever is asked of a, delta and n follows by arithmetic. *)
Ltac by_arithmetic := first [eassumption | lia | fra].
Ltac holds L := intros; eapply L; by_arithmetic.

Ltac prove_Instability_A3_universal_instability := holds @universal_above.
Ltac prove_Instability_A3_breaks := holds @breaks_any.
Ltac prove_Instability_A3_one_vector :=
  intros K d N phi g a delta t n q; intros;
  let s := fresh "s" in let Hs := fresh in let h1 := fresh in let h2 := fresh in let h3 := fresh in
  first
    [ destruct (one_vector_above d N phi g a delta t n q) as (s & Hs & h1 & h2 & h3); try by_arithmetic;
      exists s; split; [exact Hs|]; split; [exact h1|]; split; [exact h2|]; intros; apply h3; lia
    | destruct (one_vector_half d N phi g a delta t n q) as (s & Hs & h1 & h2 & h3); try by_arithmetic;
      exists s; apply half_is_neither in Hs; destruct Hs as [? ?];
      split; [solve [left; assumption | right; assumption]|]; split; [exact h1|]; split; [exact h2|]; exact h3 ].
Ltac prove_Instability_A6_dimensions_must_grow :=
  intros K d N phi g a n; intros; apply (dimensions_any d N phi g a n); by_arithmetic.
Ltac prove_Instability_A6_accurate_and_stable :=
  intros K d N phi g a delta n; intros;
  first [apply (accurate_any d N phi g a delta n); by_arithmetic | apply (longer_any d N phi g a delta n);
    by_arithmetic].
Ltac prove_Instability_B0_error_at_least_half := intros K d N phi a r; intros; apply (half_any d N phi a r);
  by_arithmetic.
Ltac prove_StableNetwork_B0_half_attained :=
  intros K d N a r; intros; let phi := fresh "phi" in let h1 := fresh in let h2 := fresh in let h3 := fresh in
  destruct (half_attained_any d N a) as (phi & h1 & h2 & h3); try by_arithmetic;
  exists phi; split; [exact h1|]; split; [exact h2|]; intros; apply h3.
Ltac prove_Minimisers_B_training_sets_close := intros; apply sets_close_any; by_arithmetic.
Ltac prove_Classification_f_on_level_sets := intros;
  first
    [ apply level_sets_any; [assumption | intros; assumption | auto]
    | exfalso; match goal with l : fleq (fdiv _ (fadd _ fzero)) _, u : flt _ _ |- _ =>
        rewrite plus_0_r in l; apply lt_not_le in u; exact (u l) end ].
