(** * A4: one finite certificate, an interval of perturbations and an interval of classification functions

    A4.  Let phi be a network of hidden widths N and g monotone.  Along increasing t the set of failing points
    changes a bounded number of times, and each interval of positive length has a part of positive length on which it
    does not change.  So there are t_lo < t_hi, one s and one set of at least (n - P(N) - 1)/4 indices k such that phi
    fails at z^k + eta_{s,t} for all of them and all t in [t_lo, t_hi].  And points within r < eps(n) of the x^k of
    a_0 have the same labels for all a in an interval of positive length.

    Idea.  Where the label is fixed, failing means g(phi) <= label - 1/2 or g(phi) >= label + 1/2.  On an affine
    piece each of the two changes at most once, so it is constant on one half of any interval inside the piece.
    Shrink the interval for each k in turn. *)

From Coq Require Import ZArith QArith List Sorted Lia Setoid.
From Barriers Require Import OrderedFields Archimedean Networks Classification Alternation Instability.
Import ListNotations.
Open Scope field_scope.

Section Uncountability.
Context {K : archimedean_field}.
Local Notation vector := (vector K).
Local Notation "0" := (@fzero K) : field_scope.
Local Notation "1" := (@fone K) : field_scope.
Local Notation eps := (@eps K).
Local Notation label := (@label K).
Local Notation Qnat := (@Qnat K).
Local Notation Qnat_pos := (@Qnat_pos K).
Local Notation Qnat_ge_1 := (@Qnat_ge_1 K).
Local Notation inside := (@inside K).
Local Notation chain := (@chain K).
Local Notation changes_at_most := (@changes_at_most K).
Add Field K_f : (K_field K) (morphism (of_Q_morph K), constants [f_cst], setoid (K_setoid K) (K_ext K)).

(** ** Truth values that are constant on some part of every interval *)

Definition constant_on (c : K -> bool) (lo hi : K) : Prop := forall t, lo <= t <= hi -> c t = c lo.

Definition thin (c : K -> bool) : Prop :=
  forall lo hi, lo < hi -> exists lo' hi', lo <= lo' /\ lo' < hi' /\ hi' <= hi /\ constant_on c lo' hi'.

Lemma constant_part c lo hi lo' hi' : constant_on c lo hi -> lo <= lo' -> lo' <= hi' -> hi' <= hi ->
  constant_on c lo' hi'.
Proof. intros H H1 H2 H3 t Ht. rewrite (H t) by fra. symmetry. apply H. fra. Qed.

(** One change at most: constant on one half. *)
Lemma one_change_half c lo hi : lo < hi -> changes_at_most c 1 (Some lo) (Some hi) ->
  exists lo' hi', lo <= lo' /\ lo' < hi' /\ hi' <= hi /\ constant_on c lo' hi'.
Proof.
  intros L H. set (m := (lo + hi) / $2).
  assert (M : lo < m < hi) by (unfold m; split; [apply lt_shift_div_l|apply lt_shift_div_r]; fra).
  clearbody m.
  assert (T : forall u v w, lo <= u -> u <= v -> v <= w -> w <= hi -> (changes [c u; c v; c w] <= 1)%nat).
  { intros u v w H1 H2 H3 H4. apply (H [u; v; w]); repeat constructor; simpl; fra. }
  destruct (Bool.bool_dec (c lo) (c m)) as [E|E].
  - exists lo, m. repeat split; try fra. intros t Ht. specialize (T lo t m ltac:(fra) ltac:(fra) ltac:(fra) ltac:(fra)).
    simpl in T. destruct (c lo), (c t), (c m); simpl in T; try congruence; lia.
  - exists m, hi. repeat split; try fra. intros t Ht.
    pose proof (T lo m t ltac:(fra) ltac:(fra) ltac:(fra) ltac:(fra)) as T1.
    simpl in T1. destruct (c lo), (c t), (c m); simpl in T1; try congruence; lia.
Qed.

Lemma changes_within c m lo hi lo' hi' : within lo' hi' lo hi -> changes_at_most c m lo hi ->
  changes_at_most c m lo' hi'.
Proof. intros W H us Hs Hf. apply H; [exact Hs|]. revert Hf. apply Forall_impl. exact W. Qed.

Lemma chain_thin c cs : forall lo0 hi0, chain (changes_at_most c 1) lo0 cs hi0 ->
  forall lo hi, lo < hi -> inside lo0 hi0 lo -> inside lo0 hi0 hi ->
  exists lo' hi', lo <= lo' /\ lo' < hi' /\ hi' <= hi /\ constant_on c lo' hi'.
Proof.
  induction cs as [|z cs IH]; simpl; intros lo0 hi0 H lo hi L Hlo Hhi.
  - destruct H as [_ H]. apply one_change_half; [exact L|]. revert H. apply changes_within.
    intros t Ht. unfold inside in *. destruct lo0, hi0; intuition fra.
  - destruct H as [_ [H Hc]]. destruct (lt_le_dec lo z) as [Lz|Lz].
    + destruct (one_change_half c lo (fmin hi z)) as [lo' [hi' [H1 [H2 [H3 H4]]]]].
      * apply min_glb_lt; assumption.
      * revert H. apply changes_within. pose proof (le_min_r hi z). intros t Ht. unfold inside in *.
        destruct lo0; intuition fra.
      * exists lo', hi'. repeat split; auto. eapply le_trans; [exact H3|apply le_min_l].
    + apply (IH _ _ Hc); [exact L| |]; unfold inside in *; intuition fra.
Qed.

Lemma thin_or c c' : thin c -> thin c' -> thin (fun t => c t || c' t).
Proof.
  intros H H' lo hi L. destruct (H lo hi L) as [l1 [h1 [A1 [A2 [A3 A4]]]]].
  destruct (H' l1 h1 A2) as [l2 [h2 [B1 [B2 [B3 B4]]]]].
  exists l2, h2. repeat split; try fra. intros t Ht. rewrite (B4 t Ht).
  rewrite (constant_part c l1 h1 l2 h2 A4 B1 ltac:(fra) B3 t Ht). reflexivity.
Qed.

Lemma thin_all (c : nat -> K -> bool) ks : (forall k, thin (c k)) -> forall lo hi, lo < hi ->
  exists lo' hi', lo <= lo' /\ lo' < hi' /\ hi' <= hi /\ forall k, In k ks -> constant_on (c k) lo' hi'.
Proof.
  intros H. induction ks as [|k ks IH]; intros lo hi L.
  - exists lo, hi. repeat split; try fra. contradiction.
  - destruct (H k lo hi L) as [l1 [h1 [A1 [A2 [A3 A4]]]]]. destruct (IH l1 h1 A2) as [l2 [h2 [B1 [B2 [B3 B4]]]]].
    exists l2, h2. repeat split; try fra. intros j [<-|Hj]; [|apply B4, Hj].
    apply (constant_part (c k) l1 h1); auto; fra.
Qed.

(** ** Failing, as t varies *)

(** The value y is off by 1/2 from the label l. *)
Definition off (l y : K) : bool := le_bool $(1 # 2) (fabs (y - l)).

Lemma off_thresholds l y : off l y = le_bool y (l - $(1 # 2)) || le_bool (l + $(1 # 2)) y.
Proof.
  apply Bool.eq_true_iff_eq. unfold off. rewrite Bool.orb_true_iff, !le_bool_iff.
  destruct (lt_le_dec y l) as [L|L]; [rewrite abs_neg by fra|rewrite abs_pos by fra]; fra.
Qed.

Definition e1 (d : nat) : vector := 1 :: 0 :: repeat 0 (d - 2).

Lemma p_point_on_line d a t k : same (line (x_point d a k) (e1 d) t) (p_point d a t k).
Proof. simpl. constructor; [ring|]. constructor; [ring|apply same_on_line]. Qed.

(** Each of the two thresholds is passed at most P(N) times. *)
Lemma low_chain d N phi g a k : NN d N phi -> monotone g -> exists cs, (length cs + 1 <= P N)%nat /\
  chain (changes_at_most (fun t =>
    le_bool (g (value phi (line (x_point d a k) (e1 d) t))) (label k - $(1 # 2))) 1) None cs None.
Proof.
  apply (line_pieces (fun y => le_bool y (label k - $(1 # 2))) false).
  intros y z Hyz. rewrite <- !Bool.not_true_iff_false, !le_bool_iff. fra.
Qed.

Lemma high_chain d N phi g a k : NN d N phi -> monotone g -> exists cs, (length cs + 1 <= P N)%nat /\
  chain (changes_at_most (fun t =>
    le_bool (label k + $(1 # 2)) (g (value phi (line (x_point d a k) (e1 d) t)))) 1) None cs None.
Proof.
  apply (line_pieces (fun y => le_bool (label k + $(1 # 2)) y) true).
  intros y z Hyz. rewrite !le_bool_iff. fra.
Qed.

Lemma line_chain_thin c cs : chain (changes_at_most c 1) None cs None -> thin c.
Proof. intros Hc lo hi L. apply (chain_thin c cs None None Hc); [exact L| |]; exact (conj I I). Qed.

Lemma off_thin d N phi g a k : NN d N phi -> monotone g ->
  thin (fun t => off (label k) (g (value phi (p_point d a t k)))).
Proof.
  intros H Hg lo hi L. set (v t := value phi (line (x_point d a k) (e1 d) t)).
  assert (T : thin (fun t => le_bool (g (v t)) (label k - $(1 # 2)) || le_bool (label k + $(1 # 2)) (g (v t)))).
  { destruct (low_chain d N phi g a k H Hg) as [c1 [_ C1]]. destruct (high_chain d N phi g a k H Hg) as [c2 [_ C2]].
    apply thin_or; eapply line_chain_thin; eassumption. }
  destruct (T lo hi L) as [lo' [hi' [H1 [H2 [H3 H4]]]]]. exists lo', hi'. repeat split; auto.
  assert (E : forall t, off (label k) (g (value phi (p_point d a t k))) = off (label k) (g (v t))).
  { intros t. unfold off. rewrite (monotone_proper g _ (v t) Hg); [reflexivity|].
    symmetry. apply value_same, p_point_on_line. }
  intros t Ht. rewrite !E, !off_thresholds. exact (H4 t Ht).
Qed.

Lemma fails_off d phi g a t n k : $(1 # 2) <= a <= 1 -> (1 <= k <= n)%nat -> fabs t <= eps n ->
  fails g phi a (p_point d a t k) = off (label k) (g (value phi (p_point d a t k))).
Proof. intros Ha Hk Ht. unfold fails. rewrite (f_p_point d a n t k) by assumption. reflexivity. Qed.

(** Along increasing t each point changes between failing and not failing at most 2 P(N) times. *)
Lemma changes_or c c' ts :
  (changes (map (fun t : K => c t || c' t) ts) <= changes (map c ts) + changes (map c' ts))%nat.
Proof.
  induction ts as [|t [|u ts] IH]; [simpl; lia|simpl; lia|]. cbn [map] in *.
  assert (E : forall b b' l, changes (b :: b' :: l) = ((if Bool.eqb b b' then 0 else 1) + changes (b' :: l))%nat)
    by reflexivity.
  rewrite !E. destruct (c t), (c u), (c' t), (c' u); cbn [orb Bool.eqb] in *; lia.
Qed.

Theorem A4_few_changes : forall d N phi g a n k ts,
  NN d N phi -> monotone g -> $(1 # 2) <= a <= 1 -> (1 <= k <= n)%nat ->
  StronglySorted fleq ts -> Forall (fun t => fabs t <= eps n) ts ->
  (changes (map (fun t => fails g phi a (p_point d a t k)) ts) <= 2 * P N)%nat.
Proof.
  intros d N phi g a n k ts H Hg Ha Hk Hs Hf. set (v t := value phi (line (x_point d a k) (e1 d) t)).
  assert (E : map (fun t => fails g phi a (p_point d a t k)) ts =
    map (fun t => le_bool (g (v t)) (label k - $(1 # 2)) || le_bool (label k + $(1 # 2)) (g (v t))) ts).
  { apply map_ext_in. intros t Ht. rewrite Forall_forall in Hf. rewrite (fails_off d phi g a t n k Ha Hk (Hf t Ht)).
    rewrite <- off_thresholds. unfold off. rewrite (monotone_proper g _ (v t) Hg); [reflexivity|].
    symmetry. apply value_same, p_point_on_line. }
  rewrite E. eapply Nat.le_trans; [apply changes_or|].
  assert (F : Forall (inside None None) ts) by (apply Forall_forall; intros; exact (conj I I)).
  destruct (low_chain d N phi g a k H Hg) as [c1 [L1 C1]]. destruct (high_chain d N phi g a k H Hg) as [c2 [L2 C2]].
  pose proof (chain_changes _ _ _ _ C1 ts Hs F). pose proof (chain_changes _ _ _ _ C2 ts Hs F). unfold v. lia.
Qed.

(** In every interval there is one on which the failing set does not depend on t. *)
Theorem A4_failing_set_constant : forall d N phi g a n lo hi,
  NN d N phi -> monotone g -> $(1 # 2) <= a <= 1 -> - eps n <= lo -> lo < hi -> hi <= eps n ->
  exists t_lo t_hi, lo <= t_lo /\ t_lo < t_hi /\ t_hi <= hi /\
    forall k t, (1 <= k <= n)%nat -> t_lo <= t <= t_hi ->
      fails g phi a (p_point d a t k) = fails g phi a (p_point d a t_lo k).
Proof.
  intros d N phi g a n lo hi H Hg Ha L1 L2 L3.
  destruct (thin_all (fun k t => off (label k) (g (value phi (p_point d a t k)))) (seq 1 n)) with (lo := lo) (hi := hi)
    as [t_lo [t_hi [H1 [H2 [H3 H4]]]]]; [intros k; apply (off_thin d N); assumption|exact L2|].
  exists t_lo, t_hi. repeat split; auto. intros k t Hk Ht.
  rewrite !(fails_off d phi g a _ n k) by (auto; apply abs_le_condition; fra).
  apply H4; [apply in_seq; lia|exact Ht].
Qed.

(** One s and one set of indices for a whole interval of t. *)
Theorem A4_many_perturbations : forall d N phi g a delta n lo hi,
  NN d N phi -> monotone g -> $(1 # 2) <= a <= 1 -> - eps n <= lo -> lo < hi -> hi <= eps n ->
  exists t_lo t_hi s A, lo <= t_lo /\ t_lo < t_hi /\ t_hi <= hi /\ (s = 0 \/ s = 1) /\
    (n <= 4 * count A n + P N + 1)%nat /\
    forall k t, (1 <= k <= n)%nat -> A k = true -> t_lo <= t <= t_hi ->
      fails g phi a (add (z_point d a delta k) (eta d delta s t)) = true.
Proof.
  intros d N phi g a delta n lo hi H Hg Ha L1 L2 L3.
  destruct (A4_failing_set_constant d N phi g a n lo hi H Hg Ha L1 L2 L3) as [t_lo [t_hi [H1 [H2 [H3 C]]]]].
  set (A s k := eq_bool (f a (x_point d a k)) s && fails g phi a (add (z_point d a delta k) (eta d delta s t_lo))).
  assert (G : forall s, s = 0 \/ s = 1 -> (n <= 4 * count (A s) n + P N + 1)%nat -> exists t_lo t_hi s A,
    lo <= t_lo /\ t_lo < t_hi /\ t_hi <= hi /\ (s = 0 \/ s = 1) /\ (n <= 4 * count A n + P N + 1)%nat /\
    forall k t, (1 <= k <= n)%nat -> A k = true -> t_lo <= t <= t_hi ->
      fails g phi a (add (z_point d a delta k) (eta d delta s t)) = true).
  { intros s Hs Hn. exists t_lo, t_hi, s, (A s). do 5 (split; [assumption|]). intros k t Hk HA Ht.
    apply Bool.andb_true_iff in HA. destruct HA as [HA1 HA2]. apply eq_bool_iff in HA1.
    rewrite (fails_same g phi a _ _ Hg (eta_erases d a delta t_lo k s HA1)) in HA2.
    rewrite (fails_same g phi a _ _ Hg (eta_erases d a delta t k s HA1)), C; assumption. }
  assert (Ht : fabs t_lo <= eps n) by (apply abs_le_condition; fra).
  pose proof (A3_universal_instability d N phi g a delta t_lo n H Hg Ha Ht) as F.
  change (failing d a delta g phi n 0 t_lo) with (count (A 0) n) in F.
  change (failing d a delta g phi n 1 t_lo) with (count (A 1) n) in F.
  assert ((n <= 4 * count (A 0%F) n + P N + 1)%nat \/ (n <= 4 * count (A 1%F) n + P N + 1)%nat) as [Hn|Hn] by lia;
    eauto.
Qed.

(** ** Many classification functions *)

(** The labels of the data are right for every a in an interval. *)
Lemma label_for_many_a a x_1 r k p : 0 < a -> Qnat k * (x_1 + r) < a -> a <= (Qnat k + 1) * (x_1 - r) ->
  fabs (first p - x_1) <= r -> f a p = label k.
Proof.
  intros Ha L U Hp. apply abs_le_condition in Hp. pose proof (Qnat_pos k). apply f_label; fnra.
Qed.

(** Finitely many strict inequalities at a_0 leave room around a_0. *)
Lemma inequalities_leave_room (x_1 : nat -> K) r a_0 n : $(1 # 2) <= a_0 <= 1 ->
  (forall k, (1 <= k <= n)%nat -> r < x_1 k - a_0 / (Qnat k + 1) /\ r < a_0 / Qnat k - x_1 k) ->
  exists mu, 0 < mu /\ forall k a, (1 <= k <= n)%nat -> a_0 - mu <= a <= a_0 + mu ->
    Qnat k * (x_1 k + r) < a /\ a <= (Qnat k + 1) * (x_1 k - r).
Proof.
  intros Ha. induction n as [|n IH]; intros H.
  - exists 1. split; [fra|]. lia.
  - destruct IH as [mu [Hmu M]]; [intros k Hk; apply H; lia|]. destruct (H (S n)) as [L U]; [lia|].
    pose proof (Qnat_ge_1 (S n) ltac:(lia)) as K0. set (q := Qnat (S n)) in *. set (x := x_1 (S n)) in *.
    assert (E1 : a_0 / (q + 1) * (q + 1) == a_0) by (field; fra). assert (E2 : a_0 / q * q == a_0) by (field; fra).
    assert (D1 : 0 < (q + 1) * (x - r) - a_0) by fnra.
    assert (D2 : 0 < (a_0 - q * (x + r)) / $2) by (apply lt_shift_div_l; fnra).
    assert (D3 : (a_0 - q * (x + r)) / $2 * $2 == a_0 - q * (x + r)) by (field; fra).
    set (u := (q + 1) * (x - r) - a_0) in *. set (w := (a_0 - q * (x + r)) / $2) in *.
    exists (fmin mu (fmin u w)). split; [repeat apply min_glb_lt; assumption|]. intros k a Hk Hm.
    pose proof (le_min_l mu (fmin u w)). pose proof (le_min_r mu (fmin u w)).
    pose proof (le_min_l u w). pose proof (le_min_r u w).
    destruct (Nat.eq_dec k (S n)) as [->|Hne]; [|apply M; [lia|fra]]. fold q x. unfold u in *. fra.
Qed.

(** Points rounded away from x^k by so little that the balls of radius r stay in the level sets of a_0. *)
Theorem A4_many_functions : forall (x_1 : nat -> K) r a_0 n, $(1 # 2) <= a_0 <= 1 ->
  (forall k, (1 <= k <= n)%nat -> r < x_1 k - a_0 / (Qnat k + 1) /\ r < a_0 / Qnat k - x_1 k) ->
  exists a_lo a_hi, $(1 # 2) <= a_lo /\ a_lo < a_hi /\ a_hi <= 1 /\
    forall a k p, a_lo <= a <= a_hi -> (1 <= k <= n)%nat -> fabs (first p - x_1 k) <= r -> f a p = label k.
Proof.
  intros x_1 r a_0 n Ha H.
  destruct (inequalities_leave_room x_1 r a_0 n Ha H) as [mu [Hmu M]].
  assert (G : forall a k p, $(1 # 2) <= a -> a_0 - mu <= a <= a_0 + mu -> (1 <= k <= n)%nat ->
    fabs (first p - x_1 k) <= r -> f a p = label k).
  { intros a k p Ha1 Ha2 Hk Hp. destruct (M k a Hk Ha2). apply (label_for_many_a a (x_1 k) r); auto; fra. }
  pose proof (le_min_l 1 (a_0 + mu)). pose proof (le_min_r 1 (a_0 + mu)).
  pose proof (le_max_l $(1 # 2) (a_0 - mu)). pose proof (le_max_r $(1 # 2) (a_0 - mu)).
  destruct (lt_le_dec a_0 1) as [L|L].
  - exists a_0, (fmin 1 (a_0 + mu)). repeat split; try fra; [apply min_glb_lt; fra|].
    intros a k p Ha2. apply G; fra.
  - exists (fmax $(1 # 2) (a_0 - mu)), 1. repeat split; try fra; [apply max_lub_lt; fra|].
    intros a k p Ha2. apply G; fra.
Qed.

(** The points x^k themselves, for any radius below eps(n). *)
Lemma abscissae_leave_room a r n k : $(1 # 2) <= a <= 1 -> r < eps n -> (1 <= k <= n)%nat ->
  r < abscissa a k - a / (Qnat k + 1) /\ r < a / Qnat k - abscissa a k.
Proof.
  intros Ha Hr Hk. pose proof (A1_left a Ha k n ltac:(lia)). pose proof (A1_right a Ha k n Hk). fra.
Qed.

(** One certificate: data made for a_0, perturbations eta_{s,t} for an interval of t, an interval of a. *)
Theorem A4_one_certificate : forall d N phi g a_0 delta r n,
  NN d N phi -> monotone g -> $(1 # 2) <= a_0 <= 1 -> 0 < r -> r < eps n ->
  exists t_lo t_hi a_lo a_hi s A, - r <= t_lo /\ t_lo < t_hi /\ t_hi <= r /\
    $(1 # 2) <= a_lo /\ a_lo < a_hi /\ a_hi <= 1 /\ (s = 0 \/ s = 1) /\
    (n <= 4 * count A n + P N + 1)%nat /\
    (forall a k p, a_lo <= a <= a_hi -> (1 <= k <= n)%nat -> fabs (first p - first (z_point d a_0 delta k)) <= r -> f a p = label k) /\
    forall k t a, (1 <= k <= n)%nat -> A k = true -> t_lo <= t <= t_hi -> a_lo <= a <= a_hi ->
      fails g phi a (add (z_point d a_0 delta k) (eta d delta s t)) = true.
Proof.
  intros d N phi g a_0 delta r n H Hg Ha Hr Hrn.
  destruct (A4_many_perturbations d N phi g a_0 delta n (- r) r H Hg Ha)
    as [t_lo [t_hi [s [A [H1 [H2 [H3 [Hs [Hn HA]]]]]]]]]; try fra.
  destruct (A4_many_functions (abscissa a_0) r a_0 n Ha) as [a_lo [a_hi [B1 [B2 [B3 B4]]]]].
  { intros k Hk. apply (abscissae_leave_room a_0 r n); assumption. }
  exists t_lo, t_hi, a_lo, a_hi, s, A. do 8 (split; [assumption|]). split; [exact B4 |]. intros k t a Hk HAk Ht Ha'.
  rewrite <- (HA k t Hk HAk Ht). unfold fails. set (p := add _ _).
  assert (Hp : fabs (first p - abscissa a_0 k) <= r).
  { change (first p) with (abscissa a_0 k + t). apply abs_le_condition. fra. }
  rewrite (B4 a k p Ha' Hk Hp), (A1_labels a_0 Ha n k p Hk ltac:(fra)). reflexivity.
Qed.

(** Different a are different functions f_a. *)
Theorem A4_functions_differ : forall a b x, 0 < a -> a < b -> first x == $(1 # 2) * (a + b) -> f a x = 1 /\ f b x = 0.
Proof.
  intros a b x Ha Hb E. split; [apply f_beyond; fra |]. apply (f_on_level_sets b x 1); [fra | lia | |].
  - change (Qnat 1) with (1 : K). setoid_replace (b / (1 + 1)) with ($(1 # 2) * b) by (field; fra). fra.
  - change (Qnat 1) with (1 : K). setoid_replace (b / 1) with b by (field; fra). fra.
Qed.
End Uncountability.
