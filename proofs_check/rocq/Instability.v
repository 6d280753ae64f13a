(** * A3: every network of a fixed architecture is unstable; A6: the dimensions must grow; B0

    g : K -> K is monotone, in either direction; phi fails at p if |g(phi(p)) - f_a(p)| >= 1/2.

    A3.  Let phi be a network of hidden widths N, |t| <= eps(n), eta_{s,t} = t e_1 - s delta e_2 and
    F_s = #{k <= n : f_a(x^k) = s and phi fails at z^k + eta_{s,t}}.  Then F_0 + F_1 >= (n - P(N) - 1) / 2.

    Idea.  eta_{s,t} erases the tiny print of the points with label s: what is left is p^k = x^k + t e_1, on one
    line.  Let c(u) say whether g(phi) > 1/2 there.  On an affine piece g o phi is monotone, so c changes at most
    once; by A0 at most P(N) times along the p^k.  Labels alternate, so of two neighbours where c does not change
    one fails: there are at least n - 1 - P(N) such pairs, and each failing point is in at most two of them. *)

From Coq Require Import ZArith QArith List Sorted Lia Setoid.
From Barriers Require Import OrderedFields Archimedean Networks Classification Alternation.
Import ListNotations.
Open Scope field_scope.

Section Instability.
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
Add Field K_f : (K_field K) (morphism (of_Q_morph K), constants [f_cst], setoid (K_setoid K) (K_ext K)).

(** ** Objects *)

Definition fails (g : K -> K) (phi : network) (a : K) (p : vector) : bool :=
  le_bool $(1 # 2) (fabs (g (value phi p) - f a p)).

Fixpoint add (x y : vector) : vector :=
  match x, y with
  | u :: x', v :: y' => u + v :: add x' y'
  | _, _ => []
  end.

(** eta_{s,t} = t e_1 - s delta e_2 *)
Definition eta (d : nat) (delta s t : K) : vector := t :: - (s * delta) :: repeat 0 (d - 2).

(** F_s *)
Definition failing (d : nat) (a delta : K) (g : K -> K) (phi : network) (n : nat) (s t : K) : nat :=
  count (fun k => eq_bool (f a (x_point d a k)) s && fails g phi a (add (z_point d a delta k) (eta d delta s t))) n.

Lemma fails_same g phi a x y : monotone g -> same x y -> fails g phi a x = fails g phi a y.
Proof.
  intros Hg H. unfold fails. rewrite (f_proper a x y) by (destruct H; [reflexivity|assumption]).
  rewrite (monotone_proper g _ _ Hg (value_same phi _ _ H)). reflexivity.
Qed.

(** ** A3 without tiny print *)

(** p^k = x^k + t e_1 *)
Definition p_point (d : nat) (a t : K) (k : nat) : vector := abscissa a k + t :: 0 :: repeat 0 (d - 2).

Lemma same_on_line m : forall s, same (line (repeat 0 m) (repeat 0 m) s) (repeat 0 m).
Proof. induction m as [|m IH]; intros s; simpl; constructor; [ring|apply IH]. Qed.

Lemma abscissae_sorted a t m : $(1 # 2) <= a <= 1 -> forall i,
  StronglySorted fleq (map (fun k => - (abscissa a k + t)) (seq i m)).
Proof.
  intros Ha. induction m as [|m IH]; intros i; simpl; constructor; [apply IH|].
  apply Forall_forall. intros u Hu. apply in_map_iff in Hu. destruct Hu as [j [<- Hj]]. apply in_seq in Hj.
  pose proof (abscissa_apart a Ha j i j ltac:(lia)). pose proof (eps_pos j). fra.
Qed.

(** Seen along the p^k, the truth value changes at most P(N) times. *)
Lemma p_point_changes d N phi g a t n : NN d N phi -> monotone g -> $(1 # 2) <= a <= 1 ->
  (changes (map (fun k => above g (value phi (p_point d a t k))) (seq 1 n)) <= P N)%nat.
Proof.
  intros H Hg Ha. set (o := repeat 0 (d - 2)).
  set (h s := above g (value phi (line (0 :: 0 :: o) (- (1) :: 0 :: o) s))).
  replace (map _ (seq 1 n)) with (map h (map (fun k => - (abscissa a k + t)) (seq 1 n))).
  - apply (line_changes d); auto. apply abscissae_sorted, Ha.
  - rewrite map_map. apply map_ext. intros k. unfold h, above.
    rewrite (monotone_proper g _ (value phi (p_point d a t k)) Hg); [reflexivity|]. apply value_same.
    simpl. constructor; [ring|constructor; [ring|apply same_on_line]].
Qed.

Lemma f_p_point d a n t k : $(1 # 2) <= a <= 1 -> (1 <= k <= n)%nat -> fabs t <= eps n ->
  f a (p_point d a t k) = label k.
Proof.
  intros Ha Hk Ht. apply (A1_labels a Ha n); [exact Hk|]. change (first (p_point d a t k)) with (abscissa a k + t).
  setoid_replace (abscissa a k + t - abscissa a k) with t by ring. exact Ht.
Qed.

(** If g(phi) is on the wrong side of 1/2, phi fails. *)
Lemma wrong_side_fails g phi a p k : f a p = label k -> above g (value phi p) <> Nat.even k -> fails g phi a p = true.
Proof.
  intros E H. unfold fails. rewrite E. apply le_bool_iff. unfold label. destruct (Nat.even k).
  - apply Bool.not_true_iff_false, above_false in H. rewrite abs_neg; fra.
  - apply Bool.not_false_iff_true, above_true in H. rewrite abs_pos; fra.
Qed.

Theorem A3_on_the_line : forall d N phi g a t n,
  NN d N phi -> monotone g -> $(1 # 2) <= a <= 1 -> fabs t <= eps n ->
  (n <= 2 * count (fun k => fails g phi a (p_point d a t k)) n + P N + 1)%nat.
Proof.
  intros d N phi g a t [|m] H Hg Ha Ht; [lia|].
  set (c k := above g (value phi (p_point d a t k))). pose proof (alternation c m 1) as A.
  assert (C : (changes (map c (seq 1 (S m))) <= P N)%nat) by (apply (p_point_changes d N phi g a t (S m)); assumption).
  assert (W : (count (fun k => xorb (c k) (Nat.even k)) (S m) <=
    count (fun k => fails g phi a (p_point d a t k)) (S m))%nat).
  { apply count_impl. intros k Hk E. apply (wrong_side_fails _ _ _ _ k); [apply (f_p_point d a (S m)); auto|].
    intros B. unfold c in E. rewrite B, Bool.xorb_nilpotent in E. discriminate. }
  unfold count in W at 1. destruct (xorb (c 1%nat) (Nat.even 1)); lia.
Qed.

(** ** A3 *)

(** eta_{s,t} erases the tiny print where the label is s. *)
Lemma eta_erases d a delta t k s : f a (x_point d a k) == s ->
  same (add (z_point d a delta k) (eta d delta s t)) (p_point d a t k).
Proof.
  intros E. simpl. constructor; [reflexivity|]. constructor; [rewrite E; ring|].
  induction (d - 2)%nat; simpl; constructor; [ring|assumption].
Qed.

Lemma label_0_or_1 k : label k = 0 \/ label k = 1.
Proof. unfold label. destruct (Nat.even k); auto. Qed.

Theorem A3_universal_instability : forall d N phi g a delta t n,
  NN d N phi -> monotone g -> $(1 # 2) <= a <= 1 -> fabs t <= eps n ->
  (n <= 2 * (failing d a delta g phi n 0 t + failing d a delta g phi n 1 t) + P N + 1)%nat.
Proof.
  intros d N phi g a delta t n H Hg Ha Ht. pose proof (A3_on_the_line d N phi g a t n H Hg Ha Ht) as A.
  eapply Nat.le_trans; [exact A|]. apply Nat.add_le_mono_r, Nat.add_le_mono_r, Nat.mul_le_mono_l.
  eapply Nat.le_trans; [|apply count_or]. apply count_impl. intros k Hk Fk. apply Bool.orb_true_iff.
  pose proof (f_x_point d a n k Ha Hk) as L.
  destruct (label_0_or_1 k) as [E|E]; [left|right]; rewrite E in L; apply Bool.andb_true_iff; rewrite L; split;
    try (apply eq_bool_iff; reflexivity);
    rewrite (fails_same g phi a _ (p_point d a t k) Hg); auto; apply eta_erases; rewrite L; reflexivity.
Qed.

Definition norm (x : vector) : K := distance x (repeat 0 (length x)).

Lemma norm_eta d delta s t : 0 <= delta -> s = 0 \/ s = 1 -> norm (eta d delta s t) <= fmax (fabs t) delta.
Proof.
  intros Hd Hs. unfold norm, eta. cbn [length repeat distance].
  assert (D : forall m, distance (repeat 0 m) (repeat 0 (length (repeat 0 m))) <= 0).
  { induction m; cbn [repeat length distance]; [fra|]. apply max_lub; [|assumption]. rewrite abs_pos; fra. }
  assert (M : delta <= fmax (fabs t) delta) by apply le_max_r. apply max_lub; [|apply max_lub].
  - setoid_replace (t - 0) with t by ring. apply le_max_l.
  - apply abs_le_condition. destruct Hs as [-> | ->]; fra.
  - specialize (D (d - 2)%nat). fra.
Qed.

Lemma f_add_eta d a delta s t n k : $(1 # 2) <= a <= 1 -> (1 <= k <= n)%nat -> fabs t <= eps n ->
  f a (add (z_point d a delta k) (eta d delta s t)) = f a (z_point d a delta k).
Proof.
  intros Ha Hk Ht. transitivity (label k); [|symmetry].
  - rewrite (f_proper a _ (p_point d a t k)) by reflexivity. apply (f_p_point d a n); assumption.
  - rewrite (f_proper a _ (x_point d a k)) by reflexivity. apply (f_x_point d a n); assumption.
Qed.

(** One vector, arbitrarily small, makes phi fail at q points at once, where f_a is what it was. *)
Theorem A3_one_vector : forall d N phi g a delta t n q,
  NN d N phi -> monotone g -> $(1 # 2) <= a <= 1 -> 0 < delta <= eps n -> fabs t <= eps n ->
  (4 * q + P N <= n + 2)%nat ->
  exists s, (s = 0 \/ s = 1) /\
    norm (eta d delta s t) <= fmax (fabs t) delta <= eps n /\
    (q <= count (fun k => fails g phi a (add (z_point d a delta k) (eta d delta s t))) n)%nat /\
    forall k, (1 <= k <= n)%nat -> f a (add (z_point d a delta k) (eta d delta s t)) = f a (z_point d a delta k).
Proof.
  intros d N phi g a delta t n q H Hg Ha Hd Ht Hn.
  pose proof (A3_universal_instability d N phi g a delta t n H Hg Ha Ht) as A.
  assert (G : forall s, s = 0 \/ s = 1 -> (q <= failing d a delta g phi n s t)%nat -> exists s, (s = 0 \/ s = 1) /\
    norm (eta d delta s t) <= fmax (fabs t) delta <= eps n /\
    (q <= count (fun k => fails g phi a (add (z_point d a delta k) (eta d delta s t))) n)%nat /\
    forall k, (1 <= k <= n)%nat -> f a (add (z_point d a delta k) (eta d delta s t)) = f a (z_point d a delta k)).
  { intros s Hs Hq. exists s. split; [exact Hs|]. split; [|split].
    - split; [apply norm_eta; [fra|exact Hs]|apply max_lub; fra].
    - eapply Nat.le_trans; [exact Hq|]. apply count_impl. intros k _ E. apply Bool.andb_true_iff in E. apply E.
    - intros k Hk. apply (f_add_eta d a delta s t n); assumption. }
  assert (q <= failing d a delta g phi n 0 t \/ q <= failing d a delta g phi n 1 t)%nat as [Hq|Hq] by lia; eauto.
Qed.

(** If phi does not fail on the training set, the one vector - delta e_2 breaks at least (n - P - 1)/2 of its points. *)
Theorem A3_breaks : forall d N phi g a delta n,
  NN d N phi -> monotone g -> $(1 # 2) <= a <= 1 ->
  (forall k, (1 <= k <= n)%nat -> fails g phi a (z_point d a delta k) = false) ->
  (n <= 2 * count (fun k => negb (fails g phi a (z_point d a delta k)) &&
                            fails g phi a (add (z_point d a delta k) (eta d delta 1 0))) n + P N + 1)%nat.
Proof.
  intros d N phi g a delta n H Hg Ha Hz.
  assert (fabs 0 <= eps n) as Ht by (rewrite abs_pos by fra; apply lt_le, eps_pos).
  pose proof (A3_universal_instability d N phi g a delta 0 n H Hg Ha Ht) as A.
  assert (failing d a delta g phi n 0 0 = 0)%nat as F0.
  { apply count_none. intros k Hk. apply Bool.andb_false_iff.
    destruct (eq_bool (f a (x_point d a k)) 0) eqn:E; [right|left; reflexivity].
    apply eq_bool_iff in E. rewrite <- (Hz k Hk). apply fails_same; [exact Hg|].
    simpl. constructor; [ring|]. constructor; [ring|]. induction (d - 2)%nat; simpl; constructor; [ring|assumption]. }
  assert (F1 : (failing d a delta g phi n 1 0 <= count (fun k => negb (fails g phi a (z_point d a delta k)) &&
    fails g phi a (add (z_point d a delta k) (eta d delta 1 0))) n)%nat); [|lia].
  apply count_impl. intros k Hk E. apply Bool.andb_true_iff in E. rewrite (Hz k Hk). apply E.
Qed.

(** ** A6: the dimensions must grow *)

Theorem A6_dimensions_must_grow : forall d N phi g a n,
  NN d N phi -> monotone g -> $(1 # 2) <= a <= 1 ->
  (forall k, (1 <= k <= n)%nat -> fails g phi a (x_point d a k) = false) -> (n <= P N + 1)%nat.
Proof.
  intros d N phi g a n H Hg Ha Hx.
  assert (fabs 0 <= eps n) as Ht by (rewrite abs_pos by fra; apply lt_le, eps_pos).
  pose proof (A3_on_the_line d N phi g a 0 n H Hg Ha Ht) as A.
  rewrite count_none in A; [lia|]. intros k Hk. rewrite <- (Hx k Hk). apply fails_same; [exact Hg|].
  simpl. constructor; [ring|apply same_refl].
Qed.

(** Accurate on the training set and stable against perturbations of size delta: then P(N) >= n - 1. *)
Corollary A6_accurate_and_stable : forall d N phi g a delta n,
  (2 <= d)%nat -> NN d N phi -> monotone g -> $(1 # 2) <= a <= 1 -> 0 <= delta ->
  (forall k y, (1 <= k <= n)%nat -> length y = d -> norm y <= delta ->
    fails g phi a (add (z_point d a delta k) y) = false) ->
  (n <= P N + 1)%nat.
Proof.
  intros d N phi g a delta n H2 H Hg Ha Hd Hs. apply (A6_dimensions_must_grow d N phi g a n H Hg Ha). intros k Hk.
  destruct (label_0_or_1 k) as [E|E]; rewrite <- (f_x_point d a n k Ha Hk) in E;
    [rewrite <- (Hs k (eta d delta 0 0) Hk)|rewrite <- (Hs k (eta d delta 1 0) Hk)].
  all: try (simpl; rewrite repeat_length; lia).
  all: try (eapply le_trans; [apply norm_eta; auto|apply max_lub; [rewrite abs_pos; fra|fra]]).
  all: apply fails_same; [exact Hg|]; simpl; constructor; [ring|]; constructor; [rewrite E; ring|].
  all: induction (d - 2)%nat; simpl; constructor; [ring|assumption].
Qed.

(** ** B0: without tiny print every network is off by 1/2 somewhere *)

Theorem B0_error_at_least_half : forall d N phi a r,
  NN d N phi -> $(1 # 2) <= a <= 1 -> (P N + 2 <= r)%nat ->
  exists j, (1 <= j <= r)%nat /\ $(1 # 2) <= fabs (value phi (x_point d a j) - f a (x_point d a j)).
Proof.
  intros d N phi a r H Ha Hr. set (g := fun q : K => q).
  assert (Hg : monotone g) by (left; auto).
  assert (fabs 0 <= eps r) as Ht by (rewrite abs_pos by fra; apply lt_le, eps_pos).
  pose proof (A3_on_the_line d N phi g a 0 r H Hg Ha Ht) as A.
  destruct (count_some (fun k => fails g phi a (p_point d a 0 k)) r) as [j [Hj E]]; [lia|].
  exists j. split; [exact Hj|]. apply le_bool_iff. rewrite <- E.
  change (le_bool _ _) with (fails g phi a (x_point d a j)). apply fails_same; [exact Hg|].
  simpl. constructor; [ring|apply same_refl].
Qed.
End Instability.
