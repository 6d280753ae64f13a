(** * Mutants of A4 that hold: more is true of its intervals

    The failing points.  Whether phi fails at (x, y, ...) is constant on a part of every interval of x, whatever a, the
    shapes of phi and the number of points are ([failing_constant]): away from 0, a/x passes finitely many whole numbers
    only.

    The perturbations.  One set of at least (n - P(N) - 1)/4 indices fails for all t in [-eps(n), eps(n)], not only for
    those in a part of it ([whole_interval]).  Of each k choose a t_k at which the sign of g(phi) - 1/2 is right at x^k,
    if there is one.  The points x^k + t_k are in the order of the x^k, which are more than 2 eps(n) apart, so along
    them the sign changes at most P(N) times, and is wrong at (n - P(N) - 1)/2 of them: there it is wrong for all t.

    The functions.  The ends of the interval of a are chosen in its interior, and k = 0 is a further label. *)

From Coq Require Import ZArith QArith List Sorted Lia Setoid.
From Barriers Require Import OrderedFields Archimedean Networks Classification Alternation Instability Uncountability.
From Mutants Require Import Verdicts AnyLevel.
Import ListNotations.
Open Scope field_scope.

Section AnyLevelUncountability.
Context {K : archimedean_field}.
Local Notation vector := (vector K).
Local Notation network := (network K).
Local Notation "0" := (@fzero K) : field_scope.
Local Notation "1" := (@fone K) : field_scope.
Local Notation eps := (@eps K).
Local Notation label := (@label K).
Local Notation Qnat := (@Qnat K).
Add Field K_f : (K_field K) (morphism (of_Q_morph K), constants [f_cst], setoid (K_setoid K) (K_ext K)).

(** ** Whether phi fails is constant on a part of every interval *)

(** Along a line a threshold on g(phi) is passed finitely often, whatever the shapes. *)
Lemma threshold_chain (b : K -> bool) top (phi : network) g u v : (forall y z, y <= z -> b y = top -> b z = top) ->
  monotone g -> exists cs, chain (changes_at_most (fun t => b (g (value phi (line u v t)))) 1) None cs None.
Proof.
  intros Hb Hg. destruct (layers_pieces (hidden phi) (line u v) [] None None) as [cs [Hc _]].
  { split; [exact I | apply affine_line]. }
  exists cs. revert Hc. apply chain_weaken. intros lo hi H. apply (affine_changes b top); auto. apply affine_neuron, H.
Qed.

Lemma off_line_thin (phi : network) g l u v : monotone g -> thin (fun t => off l (g (value phi (line u v t)))).
Proof.
  intros Hg.
  destruct (threshold_chain (fun y => le_bool y (l - $(1 # 2))) false phi g u v) as [c1 C1]; [| exact Hg |].
  { intros y z Hyz. rewrite <- !Bool.not_true_iff_false, !le_bool_iff. fra. }
  destruct (threshold_chain (fun y => le_bool (l + $(1 # 2)) y) true phi g u v) as [c2 C2]; [| exact Hg |].
  { intros y z Hyz. rewrite !le_bool_iff. fra. }
  pose proof (thin_or _ _ (line_chain_thin _ _ C1) (line_chain_thin _ _ C2)) as T.
  intros lo hi L. destruct (T lo hi L) as (lo' & hi' & H1 & H2 & H3 & H4).
  exists lo', hi'. do 3 (split; [assumption |]).
  intros t Ht. rewrite !off_thresholds. exact (H4 t Ht).
Qed.

Lemma whole_threshold_thin (a : K) z : thin (fun x => le_bool a (of_Z z * x)).
Proof.
  intros lo hi L. apply one_change_half; [exact L |]. set (q := of_Z z).
  destruct (lt_le_dec q 0) as [Q | Q].
  - apply (monotone_changes _ false). intros u v _ _ Huv. rewrite <- !Bool.not_true_iff_false, !le_bool_iff. intros N B.
    apply N. fnra.
  - apply (monotone_changes _ true). intros u v _ _ Huv. rewrite !le_bool_iff. intros B. fnra.
Qed.

(** Right of 0 the ceiling of a/x is one of finitely many. *)
Lemma f_thin (a lo hi : K) : lo < hi -> exists lo' hi' l, lo <= lo' /\ lo' < hi' /\ hi' <= hi /\
  forall p : vector, lo' <= first p <= hi' -> f a p = l.
Proof.
  intros L. destruct (lt_le_dec lo 0) as [N | N].
  { exists lo, (fmin hi 0), 0. pose proof (le_min_l hi 0). pose proof (le_min_r hi 0).
    split; [fra |]. split; [apply min_glb_lt; assumption |]. split; [assumption |]. intros p Hp. unfold f.
    destruct (le_bool (first p) 0) eqn:E; [reflexivity |]. apply Bool.not_true_iff_false in E. exfalso. apply E.
    apply le_bool_iff. fra. }
  set (m := $(1 # 2) * (lo + hi)). assert (M : lo < m < hi) by (unfold m; fra). clearbody m.
  pose proof (ceiling_above K (fabs a / m)) as B. set (z := ceiling (fabs a / m)) in *.
  assert (Bz : fabs a <= of_Z z * m).
  { assert (E : fabs a == fabs a / m * m) by (field; fra). rewrite E. fnra. }
  set (n := Z.to_nat z). set (zs := seq 0 (2 * n + 2)).
  destruct (thin_all (fun i x => le_bool a (of_Z (Z.of_nat i - Z.of_nat n - 1) * x)) zs
    (fun i => whole_threshold_thin a _) m hi) as (lo' & hi' & H1 & H2 & H3 & C); [fra |].
  exists lo', hi'. exists (f a [lo']). split; [fra |]. split; [exact H2 |]. split; [exact H3 |]. intros p Hp.
  (** The ceiling of a/x is w where a <= w x, but not a <= (w - 1) x. *)
  set (w := ceiling (a / lo')).
  assert (X : forall x, lo' <= x <= hi' -> f a [x] = of_Z (w mod 2)).
  { intros x Hx. unfold f. change (first [x]) with x. destruct (le_bool x 0) eqn:E; [apply le_bool_iff in E; fra |].
    assert (W : (- Z.of_nat n <= w <= Z.of_nat n)%Z).
    { pose proof (ceiling_above K (a / lo')) as U. pose proof (ceiling_below K (a / lo')) as V. fold w in U, V.
      assert (Z0 : (0 <= z)%Z).
      { destruct (Z.le_gt_cases 0 z); [assumption |]. exfalso. assert (of_Z z < (of_Z 0 : K)) by (apply of_Z_lt; lia).
        change (of_Z 0 : K) with 0 in *. pose proof (abs_nonneg a). fnra. }
      unfold n. rewrite Z2Nat.id by exact Z0. pose proof (abs_spec a) as A. assert (Zp : (0 : K) <= of_Z z).
      { change (0 : K) with (of_Z 0 : K). apply of_Z_le. exact Z0. }
      assert (Dl : a / lo' <= of_Z z) by (apply le_shift_div_r; fnra).
      assert (Dr : - of_Z z <= a / lo') by (apply le_shift_div_l; fnra). split.
      - apply Z.opp_le_mono. rewrite Z.opp_involutive. apply Z.lt_succ_r. rewrite <- Z.add_1_r. apply (@of_Z_lt_inv K).
        rewrite of_Z_plus. rewrite (of_Z_opp K). change (of_Z 1 : K) with 1. fra.
      - assert (w - 1 < z)%Z; [apply (@of_Z_lt_inv K); fra | lia]. }
    assert (T : forall i, (- Z.of_nat n - 1 <= i <= Z.of_nat n)%Z -> a <= of_Z i * x <-> a <= of_Z i * lo').
    { intros i Hi. rewrite <- !le_bool_iff.
      specialize (C (Z.to_nat (i + Z.of_nat n + 1)) ltac:(apply in_seq; lia) x Hx). cbv beta in C.
      rewrite Z2Nat.id in C by lia. replace (i + Z.of_nat n + 1 - Z.of_nat n - 1)%Z with i in C by ring.
      rewrite C. reflexivity. }
    assert (P0 : 0 < lo') by fra. assert (P1 : 0 < x) by fra.
    pose proof (ceiling_above K (a / lo')) as U. pose proof (ceiling_below K (a / lo')) as V. fold w in U, V.
    assert (E0 : a == a / lo' * lo') by (field; fra). assert (E1 : a == a / x * x) by (field; fra).
    assert (Tw : a <= of_Z w * x) by (apply T; [lia | rewrite E0; fnra]).
    assert (Tv : of_Z (w - 1) * x < a).
    { apply lt_not_le. intros B1. apply T in B1; [| lia]. rewrite E0 in B1 at 1.
      set (y := a / lo') in *. clearbody y. fnra. }
    f_equal. f_equal. replace w with (w - 1 + 1)%Z by ring. apply ceiling_unique.
    - apply lt_shift_div_l; assumption.
    - replace (w - 1 + 1)%Z with w by ring. apply le_shift_div_r; assumption. }
  rewrite (f_proper a p [first p]) by reflexivity. rewrite !X by (auto; fra). reflexivity.
Qed.

Lemma fails_thin (phi : network) g a o : monotone g -> thin (fun x => fails g phi a (x :: o)).
Proof.
  intros Hg lo hi L. destruct (f_thin a lo hi L) as (l1 & h1 & l & A1 & A2 & A3 & F).
  set (z := repeat (0 : K) (length o)).
  destruct (off_line_thin phi g l (0 :: o) (1 :: z) Hg l1 h1 A2) as (l2 & h2 & B1 & B2 & B3 & C).
  exists l2, h2. do 3 (split; [fra |]). intros x Hx.
  assert (S : forall x, l2 <= x <= h2 -> fails g phi a (x :: o) = off l (g (value phi (line (0 :: o) (1 :: z) x)))).
  { intros y Hy. unfold fails, off. rewrite (F (y :: o)) by (change (first (y :: o)) with y; fra).
    rewrite (monotone_proper g _ (value phi (line (0 :: o) (1 :: z) y)) Hg); [reflexivity |]. apply value_same.
    simpl. constructor; [ring |]. unfold z. clear. induction o; simpl; constructor; [ring | assumption]. }
  rewrite !S by fra. apply C. exact Hx.
Qed.

Lemma abscissae_vanish (a d : K) : 0 < d -> exists m, forall k, (m <= k)%nat -> fabs (abscissa a k) <= d.
Proof.
  intros D. set (z := ceiling (fabs a / d)). pose proof (ceiling_above K (fabs a / d)) as U. fold z in U.
  exists (Z.to_nat z). intros k Hk. pose proof (@Qnat_pos K k).
  assert (Q : fabs a / d <= Qnat k) by (eapply le_trans; [exact U |]; unfold Qnat; apply of_Z_le; lia).
  assert (E : fabs a == fabs a / d * d) by (field; fra). pose proof (abscissa_times a k) as T.
  apply abs_le_condition. pose proof (abs_spec a). set (q := fabs a / d) in *. set (x := abscissa a k) in *.
  clearbody q x. split; apply le_not_lt; intros ?; fnra.
Qed.

(** The points x^k + t e_1: those with large k are as if at t e_1, for the others the interval is made smaller. *)
Theorem failing_constant d (phi : network) g a lo hi : monotone g -> lo < hi ->
  exists t_lo t_hi, lo < t_lo /\ t_lo < t_hi /\ t_hi < hi /\
    forall k t, t_lo <= t <= t_hi -> fails g phi a (p_point d a t k) = fails g phi a (p_point d a t_lo k).
Proof.
  intros Hg L. set (c := fun x => fails g phi a (x :: 0 :: repeat 0 (d - 2))).
  assert (T : thin c) by (apply fails_thin, Hg).
  destruct (T lo hi L) as (u & v & A1 & A2 & A3 & C). set (e := $(1 # 4) * (v - u)).
  destruct (abscissae_vanish a e ltac:(unfold e; fra)) as (m & M).
  destruct (thin_all (fun k t => c (abscissa a k + t)) (seq 0 m)) with (lo := u + e) (hi := v - e)
    as (l1 & h1 & B1 & B2 & B3 & B); [| unfold e; fra |].
  { intros k l h Lh. destruct (T (abscissa a k + l) (abscissa a k + h) ltac:(fra)) as (l' & h' & D1 & D2 & D3 & D).
    exists (l' - abscissa a k), (h' - abscissa a k). do 3 (split; [fra |]). intros t Ht.
    assert (P : forall x y, x == y -> c x = c y).
    { intros x y E. apply fails_same; [exact Hg |]. constructor; [exact E | apply same_refl]. }
    rewrite (D (abscissa a k + t)) by fra. apply P. ring. }
  assert (E0 : 0 < e) by (unfold e; fra). exists l1, h1. split; [fra |]. split; [exact B2 |]. split; [fra |].
  intros k t Ht. change (c (abscissa a k + t) = c (abscissa a k + l1)). destruct (le_lt_dec m k) as [Hk | Hk].
  - specialize (M k Hk). apply abs_le_condition in M.
    rewrite (C (abscissa a k + t)), (C (abscissa a k + l1)) by fra. reflexivity.
  - apply (B k); [apply in_seq; lia | exact Ht].
Qed.

(** ** One set of indices for the whole interval *)

(** A truth value that differs from b at the ends and at the cuts inside differs from it everywhere. *)
Lemma misses (c : K -> bool) b cs : forall lo0 hi0, chain (changes_at_most c 1) lo0 cs hi0 ->
  forall lo hi, lo <= hi -> inside lo0 hi0 lo -> inside lo0 hi0 hi -> c lo <> b -> c hi <> b ->
  (forall t, In t cs -> lo <= t <= hi -> c t <> b) -> forall t, lo <= t <= hi -> c t <> b.
Proof.
  assert (piece : forall lo hi, changes_at_most c 1 (Some lo) (Some hi) -> lo <= hi -> c lo <> b -> c hi <> b ->
    forall t, lo <= t <= hi -> c t <> b).
  { intros lo hi H L N1 N2 t Ht B. assert (T : (changes [c lo; c t; c hi] <= 1)%nat).
    { apply (H [lo; t; hi]); repeat constructor; simpl; fra. }
    destruct (c lo), (c t), (c hi), b; simpl in T; try congruence; lia. }
  induction cs as [|z cs IH]; simpl; intros lo0 hi0 H lo hi L Hlo Hhi N1 N2 N t Ht.
  - apply (piece lo hi); auto. destruct H as [_ H]. revert H. apply changes_within. intros s Hs. unfold inside in *.
    destruct lo0, hi0; intuition fra.
  - destruct H as [_ [H Hc]]. destruct (lt_le_dec lo z) as [Lz|Lz].
    + assert (W : forall h, h <= z -> changes_at_most c 1 (Some lo) (Some h)).
      { intros h Hh. revert H. apply changes_within. intros s Hs. unfold inside in *. destruct lo0; intuition fra. }
      destruct (lt_le_dec z hi) as [Hz|Hz]; [|apply (piece lo hi); auto].
      assert (Nz : c z <> b) by (apply N; [left; reflexivity|fra]).
      destruct (lt_le_dec t z) as [Tz|Tz]; [apply (piece lo z); [apply W, le_refl | fra | assumption.. | fra]|].
      apply (IH _ _ Hc z hi); [fra | | unfold inside in *; intuition fra | exact Nz | exact N2 | | fra].
      { unfold inside in *. destruct hi0; intuition fra. }
      intros s Hs Is. apply N; [right; exact Hs | fra].
    + apply (IH _ _ Hc lo hi); try assumption; try (unfold inside in *; intuition fra).
      intros s Hs. apply N. right. exact Hs.
Qed.

Lemma gap_above a n i j : $(1 # 2) <= a -> (i < j <= n)%nat -> $2 * eps n < abscissa a i - abscissa a j.
Proof.
  intros Ha Hij. destruct (lt_le_dec 1 a) as [L|L]; [|apply abscissa_apart; fra || lia].
  pose proof (abscissa_apart 1 ltac:(fra) n i j Hij) as G. pose proof (@eps_pos K n).
  assert (E : forall k, abscissa a k == a * abscissa 1 k).
  { intros k. pose proof (@Qnat_pos K k). unfold abscissa. field. fra. }
  rewrite !E. set (x := abscissa 1 i) in *. set (y := abscissa 1 j) in *. clearbody x y. fnra.
Qed.

(** At the k with C k the sign of g(phi) - 1/2 is wrong for all t. *)
Lemma wrong_for_all d N phi g a o n lo hi : NN d N phi -> monotone g -> $(1 # 2) <= a ->
  - eps n <= lo -> lo <= hi -> hi <= eps n ->
  exists C : nat -> bool, (n <= 2 * count C n + P N + 1)%nat /\
    forall k t, C k = true -> lo <= t <= hi -> above g (value phi (abscissa a k + t :: o)) <> Nat.even k.
Proof.
  intros H Hg Ha L1 L2 L3. set (z := repeat (0 : K) (length o)).
  set (c := fun s => above g (value phi (line (0 :: o) (- (1) :: z) s))).
  assert (E : forall x, above g (value phi (x :: o)) = c (- x)).
  { intros x. unfold c, above. rewrite (monotone_proper g _ (value phi (line (0 :: o) (- (1) :: z) (- x))) Hg);
      [reflexivity |]. apply value_same. simpl. constructor; [ring |].
    unfold z. clear. induction o; simpl; constructor; [ring | assumption]. }
  destruct (threshold_chain (fun y => negb (le_bool y $(1 # 2))) true phi g (0 :: o) (- (1) :: z)) as [cs Hc];
    [| exact Hg |].
  { intros y w Hyw Hy. apply (above_true (fun y => y)) in Hy. apply (above_true (fun y => y)). fra. }
  change (chain (changes_at_most c 1) None cs None) in Hc.
  set (l := fun k => - (abscissa a k + hi)). set (h := fun k => - (abscissa a k + lo)).
  set (hit := fun k => find (fun s => le_bool (l k) s && le_bool s (h k) && Bool.eqb (c s) (Nat.even k))%bool
                         (l k :: h k :: cs)).
  set (s := fun k => match hit k with Some s => s | None => l k end).
  set (C := fun k => match hit k with Some _ => false | None => true end).
  assert (Range : forall k, l k <= s k <= h k).
  { intros k. unfold s. destruct (hit k) as [x |] eqn:F; [| unfold l, h; fra].
    apply find_some in F. destruct F as [_ F]. rewrite !Bool.andb_true_iff, !le_bool_iff in F. apply F. }
  exists C. split.
  - destruct n as [| m]; [lia |]. pose proof (alternation (fun k => c (s k)) m 1) as A.
    assert (Ch : (changes (map (fun k => c (s k)) (seq 1 (S m))) <= P N)%nat).
    { rewrite <- (map_map s c). apply (line_changes d); auto.
      assert (G : forall i r, (r + i <= S (S m))%nat -> StronglySorted fleq (map s (seq i r))); [| apply G; lia].
      intros i r. revert i. induction r as [| r IH]; intros i Hi; simpl; constructor; [apply IH; lia |].
      apply Forall_forall. intros x Hx. apply in_map_iff in Hx. destruct Hx as (j & <- & Hj). apply in_seq in Hj.
      pose proof (gap_above a (S m) i j Ha ltac:(lia)). pose proof (Range i). pose proof (Range j). unfold l, h in *.
      fra. }
    assert (W : (count (fun k => xorb (c (s k)) (Nat.even k)) (S m) <= count C (S m))%nat).
    { apply count_impl. intros k _ X. unfold C. destruct (hit k) as [x |] eqn:F; [| reflexivity].
      assert (Sx : s k = x) by (unfold s; rewrite F; reflexivity). rewrite Sx in X.
      apply find_some in F. destruct F as [_ F]. rewrite !Bool.andb_true_iff in F. destruct F as [_ F].
      apply Bool.eqb_prop in F. rewrite F, Bool.xorb_nilpotent in X. discriminate X. }
    unfold count in W at 1. destruct (xorb (c (s 1%nat)) (Nat.even 1)); lia.
  - intros k t Ck Ht. unfold C in Ck. destruct (hit k) eqn:F; [discriminate Ck |].
    assert (No : forall x, In x (l k :: h k :: cs) -> l k <= x <= h k -> c x <> Nat.even k).
    { intros x Hx [X1 X2] B. pose proof (find_none _ _ F x Hx) as Y. cbv beta in Y.
      apply le_bool_iff in X1, X2. rewrite X1, X2, B, Bool.eqb_reflx in Y. discriminate Y. }
    rewrite E. assert (Lh : l k <= h k) by (unfold l, h; fra).
    apply (misses c (Nat.even k) cs None None Hc (l k) (h k)); try exact (conj I I); auto.
    + apply No; [left; reflexivity | fra].
    + apply No; [right; left; reflexivity | fra].
    + intros x Hx Ix. apply No; [right; right; exact Hx | exact Ix].
    + unfold l, h. fra.
Qed.

(** The points with label s - s_0 are moved to height - s_0 delta by eta_{s,t}. *)
Theorem whole_interval d N phi g a delta n lo hi s_0 s_1 : NN d N phi -> monotone g -> $(1 # 2) <= a ->
  - eps n <= lo -> lo <= hi -> hi <= eps n -> s_1 == s_0 + 1 ->
  exists s A, (s = s_0 \/ s = s_1) /\ (n <= 4 * count A n + P N + 1)%nat /\
    forall k t, A k = true -> (1 <= k <= n)%nat /\
      (lo <= t <= hi -> fails g phi a (add (z_point d a delta k) (eta d delta s t)) = true).
Proof.
  intros H Hg Ha L1 L2 L3 S. set (o := - (s_0 * delta) :: repeat 0 (d - 2)).
  destruct (wrong_for_all d N phi g a o n lo hi H Hg Ha L1 L2 L3) as (C & Cn & Cw).
  set (A := fun b k => C k && Bool.eqb (Nat.even k) b && (1 <=? k)%nat && (k <=? n)%nat).
  assert (F : forall b k t, A b k = true -> (1 <= k <= n)%nat /\ (lo <= t <= hi ->
    fails g phi a (add (z_point d a delta k) (eta d delta (if b : bool then s_1 else s_0) t)) = true)).
  { intros b k t Hk. unfold A in Hk. rewrite !Bool.andb_true_iff, !Nat.leb_le in Hk. destruct Hk as [[[Ck B] K1] K2].
    split; [lia |]. intros Ht. rewrite (fails_same g phi a _ (abscissa a k + t :: o) Hg).
    - apply (wrong_side_fails _ _ _ _ k); [| apply Cw; assumption]. apply (labels_above a n); [exact Ha | lia |].
      change (first (abscissa a k + t :: o)) with (abscissa a k + t).
      setoid_replace (abscissa a k + t - abscissa a k) with t by ring. apply abs_le_condition. fra.
    - apply Bool.eqb_prop in B. simpl. rewrite (label_x d a k) by fra. constructor; [reflexivity |]. unfold o, label.
      rewrite B. constructor; [destruct b; [rewrite S |]; ring |].
      clear. generalize (d - 2)%nat. intros m. induction m; simpl; constructor; [ring | assumption]. }
  assert (Cu : (count C n <= count (A false) n + count (A true) n)%nat).
  { eapply Nat.le_trans; [| apply count_or]. apply count_impl. intros k Hk Ck. unfold A. rewrite Ck.
    assert (K1 : (1 <=? k)%nat = true) by (apply Nat.leb_le; lia). rewrite K1.
    assert (K2 : (k <=? n)%nat = true) by (apply Nat.leb_le; lia). rewrite K2. destruct (Nat.even k); reflexivity. }
  assert ((n <= 4 * count (A false) n + P N + 1)%nat \/ (n <= 4 * count (A true) n + P N + 1)%nat) as [Hn | Hn] by lia;
    [exists s_0, (A false) | exists s_1, (A true)]; (split; [auto |]); (split; [exact Hn |]); intros k t Hk.
  - exact (F false k t Hk).
  - exact (F true k t Hk).
Qed.

(** ** An interval of functions, its ends inside, the label of k = 0 among them *)

Lemma inner (lo hi : K) : lo < hi -> exists u v, lo < u /\ u < v /\ v < hi.
Proof. intros L. exists ($(1 # 3) * ($2 * lo + hi)), ($(1 # 3) * (lo + $2 * hi)). fra. Qed.

Lemma functions_inside a_0 r n : $(1 # 2) <= a_0 <= 1 -> r < eps n ->
  exists a_lo a_hi, $(1 # 2) < a_lo /\ a_lo < a_hi /\ a_hi < 1 /\
    forall a k (p : vector), a_lo <= a <= a_hi -> (k <= n)%nat -> fabs (first p - abscissa a_0 k) <= r ->
      f a p = label k.
Proof.
  intros Ha Hr. pose proof (@eps_small K n) as Es.
  destruct (inequalities_leave_room (abscissa a_0) r a_0 n Ha) as (mu & Hmu & M).
  { intros k Hk. apply (abscissae_leave_room a_0 r n); assumption. }
  pose proof (max_spec $(1 # 2) (a_0 - mu)) as L. set (l := fmax $(1 # 2) (a_0 - mu)) in *.
  set (w := $(4 # 3) * a_0 - r).
  pose proof (min_spec 1 (fmin (a_0 + mu) w)) as U. pose proof (min_spec (a_0 + mu) w) as V.
  set (v := fmin (a_0 + mu) w) in *. set (u := fmin 1 v) in *. unfold w in V. clearbody l u v.
  destruct (inner l u) as (a_lo & a_hi & H1 & H2 & H3); [fra |]. exists a_lo, a_hi.
  split; [fra |]. split; [exact H2 |]. split; [fra |]. intros a k p Hk Hn Hp. destruct k as [| k].
  - apply f_beyond; [fra |]. apply abs_le_condition in Hp. pose proof (abscissa_times a_0 0) as E.
    change (Qnat 0) with 0 in E. fra.
  - destruct (M (S k) a ltac:(lia) ltac:(fra)).
    apply (label_for_many_a a (abscissa a_0 (S k)) r); auto; fra.
Qed.

(** Where the balls have no points every a will do. *)
Lemma functions_empty (x_1 : nat -> K) r a_0 n :
  (forall k, (1 <= k <= n)%nat -> r < x_1 k - a_0 / (Qnat k + 0) /\ r < a_0 / Qnat k - x_1 k) ->
  forall a k (p : vector), (1 <= k <= n)%nat -> fabs (first p - x_1 k) <= r -> f a p = label k.
Proof.
  intros H a k p Hk Hp. exfalso. destruct (H k Hk) as [L U]. rewrite plus_0_r in L.
  pose proof (abs_nonneg (first p - x_1 k)). fra.
Qed.

Lemma few_changes d N (phi : network) g a k ts : NN d N phi -> monotone g ->
  (forall t, In t ts -> f a (p_point d a t k) = label k) -> StronglySorted fleq ts ->
  (changes (map (fun t => fails g phi a (p_point d a t k)) ts) <= 2 * P N)%nat.
Proof.
  intros H Hg Hf Hs. set (v t := value phi (line (x_point d a k) (e1 d) t)).
  assert (E : map (fun t => fails g phi a (p_point d a t k)) ts =
    map (fun t => le_bool (g (v t)) (label k - $(1 # 2)) || le_bool (label k + $(1 # 2)) (g (v t)))%bool ts).
  { apply map_ext_in. intros t Ht. unfold fails. rewrite (Hf t Ht), <- off_thresholds. unfold off.
    rewrite (monotone_proper g _ (v t) Hg); [reflexivity|]. symmetry. apply value_same, p_point_on_line. }
  rewrite E. eapply Nat.le_trans; [apply changes_or|].
  assert (F : Forall (inside None None) ts) by (apply Forall_forall; intros; exact (conj I I)).
  destruct (low_chain d N phi g a k H Hg) as [c1 [B1 C1]]. destruct (high_chain d N phi g a k H Hg) as [c2 [B2 C2]].
  pose proof (chain_changes _ _ _ _ C1 ts Hs F). pose proof (chain_changes _ _ _ _ C2 ts Hs F). unfold v. lia.
Qed.

Lemma few_changes_above d N phi g a n k ts : NN d N phi -> monotone g -> $(1 # 2) <= a -> (k <= n)%nat ->
  StronglySorted fleq ts -> Forall (fun t => fabs t <= eps n) ts ->
  (changes (map (fun t => fails g phi a (p_point d a t k)) ts) <= 2 * P N)%nat.
Proof.
  intros H Hg Ha Hk Hs Hf. apply (few_changes d N phi g a); auto. intros t Ht.
  apply (label_p_from_0 d a t n); auto. exact (proj1 (Forall_forall _ _) Hf t Ht).
Qed.

(** Both, with all perturbations up to r. *)
Theorem whole_certificate d N phi g a_0 delta r n s_0 s_1 : NN d N phi -> monotone g -> $(1 # 2) <= a_0 <= 1 ->
  0 < r -> r < eps n -> s_1 == s_0 + 1 ->
  exists a_lo a_hi s A, $(1 # 2) < a_lo /\ a_lo < a_hi /\ a_hi < 1 /\ (s = s_0 \/ s = s_1) /\
    (n <= 4 * count A n + P N + 1)%nat /\
    (forall a k p, a_lo <= a <= a_hi -> (k <= n)%nat -> fabs (first p - first (z_point d a_0 delta k)) <= r ->
      f a p = label k) /\
    forall k t a, A k = true -> - r <= t <= r -> a_lo <= a <= a_hi ->
      fails g phi a (add (z_point d a_0 delta k) (eta d delta s t)) = true.
Proof.
  intros H Hg Ha Hr Hrn S. destruct (functions_inside a_0 r n Ha Hrn) as (a_lo & a_hi & H1 & H2 & H3 & L).
  destruct (whole_interval d N phi g a_0 delta n (- r) r s_0 s_1) as (s & A & Hs & Hn & F); auto; try fra.
  exists a_lo, a_hi, s, A. do 6 (split; [assumption |]). intros k t a Hk Ht Ha'. destruct (F k t Hk) as [Kn Ft].
  rewrite <- (Ft Ht). unfold fails. set (p := add _ _).
  assert (Hp : fabs (first p - abscissa a_0 k) <= r).
  { change (first p) with (abscissa a_0 k + t). apply abs_le_condition. fra. }
  rewrite (L a k p Ha' ltac:(lia) Hp), (labels_above a_0 n k p ltac:(fra) Kn ltac:(fra)). reflexivity.
Qed.

Lemma count_all n : count (fun _ => true) n = n.
Proof.
  unfold count. rewrite <- (seq_length n 1) at 2. generalize (seq 1 n). intros l. induction l; simpl; congruence.
Qed.
End AnyLevelUncountability.

(** ** What the mutants ask *)

Ltac prove_Uncountability_A4_few_changes :=
  intros K d N phi g a n k ts; intros; apply (few_changes_above d N phi g a n k ts); by_arithmetic.

Ltac prove_Uncountability_A4_failing_set_constant :=
  intros K d N phi g a n lo hi; intros;
  let u := fresh "u" in let v := fresh "v" in
  let h1 := fresh in let h2 := fresh in let h3 := fresh in let h4 := fresh in
  destruct (failing_constant d phi g a lo hi) as (u & v & h1 & h2 & h3 & h4); [assumption | assumption |];
  exists u, v; split; [fra |]; split; [fra |]; split; [fra |]; intros; apply h4; assumption.

(** An interval of t, the whole or a part; s is 0 or 1, or neither; or nothing is said of any k. *)
Ltac prove_Uncountability_A4_many_perturbations :=
  intros K d N phi g a delta n lo hi; intros;
  let s := fresh "s" in let A := fresh "A" in let Hs := fresh in let Hn := fresh in let F := fresh in
  let m := fresh "m" in let m' := fresh "m" in let Hm := fresh in
  destruct (inner lo hi) as (m & m' & Hm); [fra |];
  let for_t u v := (exists u, v, s, A; split; [fra |]; split; [fra |]; split; [fra |];
    split; [solve [assumption | left; apply Hs | right; apply Hs] |]; split; [exact Hn |]; intros;
    match goal with h : A ?k = true |- fails _ _ _ (add _ (eta _ _ _ ?t)) = true =>
      apply (proj2 (F k t h)); fra end) in
  let fill := first [for_t lo hi | for_t m hi | for_t lo m] in
  first
    [ destruct (whole_interval d N phi g a delta n lo hi fzero fone) as (s & A & Hs & Hn & F); try by_arithmetic; fill
    | destruct (whole_interval d N phi g a delta n lo hi $(-1 # 2) $(1 # 2)) as (s & A & Hs & Hn & F);
      try by_arithmetic; apply or_comm in Hs; apply half_is_neither in Hs; fill
    | exists lo, hi, fzero, (fun _ => true); split; [fra |]; split; [fra |]; split; [fra |];
      split; [left; reflexivity |]; split; [rewrite count_all; lia | intros; congruence] ].

Ltac prove_Uncountability_A4_many_functions :=
  intros K x_1 r a_0 n; intros;
  let lo := fresh "a_lo" in let hi := fresh "a_hi" in
  let h1 := fresh in let h2 := fresh in let h3 := fresh in let h4 := fresh in
  let u := fresh "u" in let v := fresh "v" in let Hi := fresh in
  first
    [ exists $(1 # 2), fone; split; [fra |]; split; [fra |]; split; [fra |]; intros;
      eapply functions_empty; eassumption
    | destruct (A4_many_functions x_1 r a_0 n) as (lo & hi & h1 & h2 & h3 & h4); [assumption | assumption |];
      destruct (inner lo hi h2) as (u & v & Hi); exists u, v; split; [fra |]; split; [fra |]; split; [fra |];
      intros; apply h4; by_arithmetic ].

Ltac prove_Uncountability_A4_one_certificate :=
  intros K d N phi g a_0 delta r n; intros;
  let b := fresh "a_lo" in let c := fresh "a_hi" in let s := fresh "s" in let A := fresh "A" in
  let h1 := fresh in let h2 := fresh in let h3 := fresh in let Hs := fresh in let Hn := fresh in
  let L := fresh in let F := fresh in let m := fresh "m" in let m' := fresh "m" in let Hm := fresh in
  destruct (inner (fopp r) r) as (m & m' & Hm); [fra |];
  let functions := (intros; apply L; first [assumption | lia]) in
  let for_t u v := (exists u, v, b, c, s, A; do 6 (split; [fra |]);
    split; [solve [assumption | left; apply Hs | right; apply Hs] |]; split; [exact Hn |];
    split; [functions |]; intros; apply F; by_arithmetic) in
  let fill := first [for_t (fopp r) r | for_t m r | for_t (fopp r) m] in
  let by_whole s0 s1 := (destruct (whole_certificate d N phi g a_0 delta r n s0 s1)
    as (b & c & s & A & h1 & h2 & h3 & Hs & Hn & L & F); try by_arithmetic) in
  first
    [ by_whole (@fzero K) (@fone K);
      first
        [ fill
        | exists (fopp r), r, b, c, fzero, (fun _ => true); do 6 (split; [fra |]);
          split; [left; reflexivity |]; split; [rewrite count_all; lia |]; split; [functions | intros; congruence] ]
    | by_whole (@of_Q K (-1 # 2)) (@of_Q K (1 # 2)); apply or_comm in Hs; apply half_is_neither in Hs; fill ].
