(** * E3, the constants, for more delta: 17 delta^2 < 16 in place of 41 delta^2 < 16, and any v with v^2 >= 1 + delta

    The proof of [E3_isometry] uses only that w - delta/4 is positive and delta < 1, and that v is large enough.
    What is lost beyond 41 delta^2 < 16 is rho < 1.  The proof is that of Isometries.v, word for word but for these
    conditions. *)

From Coq Require Import ZArith QArith Lia PeanoNat List Setoid Morphisms Permutation Sorted.
From Barriers Require Import OrderedFields LinearSystems Lengths Recovery Isometries.
Import ListNotations.
Open Scope field_scope.

Section Property.
Context {K : ordered_field}.
Add Field K_f : (K_field K) (morphism (of_Q_morph K), constants [f_cst], setoid (K_setoid K) (K_ext K)).
Variables (m N : nat) (A : nat -> nat -> K) (s : nat) (delta : K).
Hypothesis delta_positive : 0 < delta.
Hypothesis A_isometry : isometry m N A (2 * s) delta.

Let rows := below m.
Let on S x := image N A (restricted S x).

Lemma bound x S T : NoDup (S ++ T) -> (forall j, In j (S ++ T) -> (j < N)%nat) ->
  (length S <= s)%nat -> (length T <= s)%nat ->
  let q := dot S x x in let g := dot rows (on S x) (on S x) in let e := dot rows (on S x) (on T x) in
  e * e * q <= (delta * delta * (q * q) - (g - q) * (g - q)) * dot T x x /\
  0 <= delta * delta * (q * q) - (g - q) * (g - q).
Proof. exact (cross_bound m N A s delta delta_positive A_isometry x S T). Qed.
Lemma sum_of x S T : NoDup T -> (forall j, In j T -> (j < N)%nat) ->
  dot rows (on S x) (on T x) == dot T x (fun j => over rows (fun i => A i j * on S x i)).
Proof. exact (cross_sum m N A x S T). Qed.

Variables (w v : K).
Hypothesis delta_small : $17 * (delta * delta) < $16.
Hypothesis w_positive : 0 < w.
Hypothesis w_square : w * w == 1 - delta * delta.
Hypothesis v_positive : 0 < v.
Hypothesis v_square : 1 + delta <= v * v.

Lemma w_large : $(1 # 4) * delta < w.
Proof.
  apply lt_not_le. intros C. assert (w * w <= $(1 # 4) * delta * ($(1 # 4) * delta)) by (apply square_at_most; fra).
  fra.
Qed.

Lemma delta_below_1 : delta < 1.
Proof. apply lt_not_le. intros C. assert (1 * 1 <= delta * delta) by (apply square_at_most; fra). fra. Qed.

Variable root : K.
Hypothesis root_positive : 0 < root.
Hypothesis root_square : root * root == number s.

(** The s largest entries, with h = sqrt s times the largest of the others: |x_S|^2 <= (p + (delta/w) (l + h/4))^2. *)
Lemma largest_bound x r : rows_at_most m (image N A x) r -> let S := largest N s x in let T := others N s x in
  let q := dot S x x in exists h, 0 <= h /\ h * h <= q /\
  q <= (v / w * r + delta / w * (norm1 T x / root + $(1 # 4) * h)) *
    (v / w * r + delta / w * (norm1 T x / root + $(1 # 4) * h)).
Proof.
  intros [r0 R] S T q. assert (P : parts N S T) by apply largest_others.
  assert (s0 : (0 < s)%nat).
  { destruct s; [exfalso | lia]. change (number 0) with (0 : K) in root_square.
    assert (0 < root * root) by (apply mult_positive; assumption). fra. }
  assert (D : NoDup (S ++ T)) by (apply (Permutation_NoDup (Permutation_sym P)), below_distinct).
  assert (B : forall j, In j (S ++ T) -> (j < N)%nat).
  { intros j Hj. apply in_below. apply (Permutation_in j P Hj). }
  pose proof (proj1 (distinct_app S T) D) as (DS & DT & _).
  assert (BT : forall j, In j T -> (j < N)%nat) by (intros; apply B, in_or_app; auto).
  assert (BS : forall j, In j S -> (j < N)%nat) by (intros; apply B, in_or_app; auto).
  set (M := match T with [] => 0 | k :: _ => fabs (x k) end : K).
  assert (M0 : 0 <= M) by (unfold M; destruct T; [fra | apply abs_nonneg]).
  assert (Top : forall j, In j T -> fabs (x j) <= M).
  { unfold M. destruct T as [| k T'] eqn:E; [intros j [] |]. intros j Hj.
    apply (largest_other N s x k T' E). fold T. rewrite E. exact Hj. }
  assert (Hh : root * M * (root * M) <= q).
  { unfold M. destruct T as [| k T'] eqn:E.
    - assert (Z : root * 0 * (root * 0) == 0) by ring. rewrite Z. apply dot_nonneg.
    - destruct (largest_other N s x k T' E) as (Len & High & _).
      assert (X : root * fabs (x k) * (root * fabs (x k)) == number (length S) * (fabs (x k) * fabs (x k))).
      { unfold S. rewrite Len, <- root_square. ring. }
      rewrite X, <- over_constant. apply over_le. intros j Hj. specialize (High j Hj).
      pose proof (square_at_most _ _ (abs_nonneg (x k)) High) as Y.
      assert (Z : x j * x j == fabs (x j) * fabs (x j)) by (destruct (abs_spec (x j)) as [[_ Z] | [_ Z]]; rewrite Z;
        ring).
      rewrite Z. exact Y. }
  exists (root * M). split; [apply mult_nonneg; fra |]. split; [exact Hh |]. clear Hh.
  set (b := norm1 T x / root + $(1 # 4) * (root * M)). set (g := dot rows (on S x) (on S x)).
  pose proof w_large as Wl. pose proof delta_below_1 as D1.
  assert (Wi : / w * w == 1) by (apply (finv_left K); fra). pose proof (inverse_positive w w_positive) as Wi0.
  unfold fdiv. set (iw := / w) in *. set (p := v * iw * r). set (e' := delta * iw * b).
  assert (b0 : 0 <= b).
  { pose proof (inverse_positive root root_positive). unfold b, fdiv.
    assert (0 <= norm1 T x * / root) by (apply mult_nonneg; [apply norm1_nonneg | fra]).
    assert (0 <= root * M) by (apply mult_nonneg; fra). fra. }
  assert (p0 : 0 <= p) by (unfold p; repeat apply mult_nonneg; fra).
  assert (e0 : 0 <= e') by (unfold e'; repeat apply mult_nonneg; fra).
  destruct (lt_le_dec 0 q) as [Q | Q]; [| pose proof (square_nonneg (p + e')); fra].
  (* (1 - delta) q <= g *)
  assert (G : (1 - delta) * q <= g).
  { pose proof (bound x S [] ltac:(rewrite app_nil_r; exact DS) ltac:(rewrite app_nil_r; exact BS)
      (largest_length N s x) ltac:(simpl; lia)) as [_ C]. fold q g in C.
    apply le_not_lt. intros X. assert (Y : 0 < (q - g) - delta * q) by fra.
    assert (0 < ((q - g) - delta * q) * ((q - g) + delta * q)).
    { apply mult_positive; [exact Y |]. assert (0 < delta * q) by (apply mult_positive; fra). fra. }
    fra. }
  assert (Gp : 0 < g) by (assert (0 < (1 - delta) * q) by (apply mult_positive; fra); fra).
  set (c := delta * delta * (q * q) - (g - q) * (g - q)). set (iq := / q).
  assert (Iq : iq * q == 1) by (apply (finv_left K); fra). assert (Iq0 : 0 < iq) by (apply inverse_positive, Q).
  set (f j := over rows (fun i => A i j * on S x i)).
  assert (Few : forall T', incl T' T -> NoDup T' -> (length T' <= s)%nat ->
    dot T' x f * dot T' x f <= c * iq * dot T' x x).
  { intros T' I DT' L'. assert (D' : NoDup (S ++ T')).
    { apply distinct_app. apply distinct_app in D as (_ & _ & Ap). split; [exact DS |]. split; [exact DT' |].
      intros j J J'. apply (Ap j J (I j J')). }
    assert (B' : forall j, In j (S ++ T') -> (j < N)%nat).
    { intros j Hj. apply B, in_or_app. apply in_app_or in Hj as [Hj | Hj]; auto. }
    pose proof (bound x S T' D' B' (largest_length N s x) L') as [X _]. fold q g c in X.
    rewrite (sum_of x S T' DT' ltac:(intros; apply BT, I; assumption)) in X. fold f in X.
    set (d := dot T' x f) in *. assert (0 <= iq * (c * dot T' x x - d * d * q)) by (apply mult_nonneg; fra).
    assert (Y : iq * (c * dot T' x x - d * d * q) == c * iq * dot T' x x - d * d * (iq * q)) by ring.
    rewrite Y, Iq in H. fra. }
  assert (C0 : 0 <= c * iq).
  { pose proof (bound x S [] ltac:(rewrite app_nil_r; exact DS) ltac:(rewrite app_nil_r; exact BS)
      (largest_length N s x) ltac:(simpl; lia)) as [_ C]. fold q g c in C. apply mult_nonneg; fra. }
  assert (Sorted : StronglySorted (descends x) T).
  { pose proof (ranked_sorted x (below N)) as Sr. rewrite <- (firstn_skipn s (ranked x (below N))) in Sr.
    fold (others N s x) in Sr. fold T in Sr. clear - Sr. induction (firstn s (ranked x (below N))) as [| l F IH];
      [exact Sr | apply IH; apply StronglySorted_inv in Sr; apply Sr]. }
  pose proof (blocks x f (c * iq) root s s0 root_positive root_square C0 (length T) T M (le_n _) Sorted M0 Top Few DT)
    as [_ Y2]. set (e := dot T x f) in *.
  assert (Eb : norm1 T x / root + root * $(1 # 4) * M == b) by (unfold b; ring). rewrite Eb in Y2. clear Eb Few.
  (* g = P - e, P = <A x_S, A x> *)
  set (P' := dot rows (on S x) (image N A x)).
  assert (Gs : g == P' - e).
  { unfold e. rewrite <- (sum_of x S T DT BT : _ == dot T x f). unfold g, P', dot. rewrite <- over_minus.
    apply over_same. intros i _. assert (X : image N A x i == on S x i + on T x i); [| rewrite X; ring].
    unfold on, image. rewrite !(restricted_over N) by assumption. apply (parts_over N S T _ P). }
  pose proof (cauchy_schwarz rows (on S x) (image N A x)) as CP. fold g P' in CP. fold rows in R.
  set (k := q * / g). assert (Ig : / g * g == 1) by (apply (finv_left K); fra).
  assert (kg : k * g == q) by (unfold k; transitivity (q * (/ g * g)); [ring | rewrite Ig; ring]).
  assert (k0 : 0 < k) by (unfold k; apply mult_positive; [exact Q | apply inverse_positive, Gp]).
  assert (Sum : P' * k + - e * k == q) by (rewrite <- kg, Gs; ring).
  (* X^2 <= q p^2 *)
  assert (pp : r * r <= (1 - delta) * (p * p)).
  { assert (X : (1 - delta) * (p * p) == (1 - delta) * (v * v) * (iw * iw) * (r * r)) by (unfold p; ring).
    assert (Y : 0 <= (1 - delta) * (v * v - (1 + delta)) * (iw * iw) * (r * r))
      by (repeat apply mult_nonneg; fra).
    assert (Z : (1 - delta) * (1 + delta) * (iw * iw) * (r * r) == r * r).
    { assert (W : (1 - delta) * (1 + delta) == w * w) by (rewrite w_square; ring). rewrite W.
      transitivity ((iw * w) * (iw * w) * (r * r)); [ring | rewrite Wi; ring]. }
    fra. }
  assert (k1 : (1 - delta) * k <= 1).
  { apply (mult_le_cancel _ _ g Gp). assert (X : (1 - delta) * k * g == (1 - delta) * (k * g)) by ring. rewrite X, kg.
    fra. }
  assert (X2 : P' * k * (P' * k) <= q * (p * p)).
  { assert (A1 : 0 <= k * k * (g * dot rows (image N A x) (image N A x) - P' * P'))
      by (apply mult_nonneg; [apply square_nonneg | fra]).
    assert (A2 : 0 <= k * k * g * (r * r - dot rows (image N A x) (image N A x))).
    { apply mult_nonneg; [apply mult_nonneg; [apply square_nonneg | fra] | fra]. }
    assert (A3 : 0 <= q * ((1 - (1 - delta) * k) * (p * p)))
      by (apply mult_nonneg; [fra | apply mult_nonneg; [fra | apply square_nonneg]]).
    assert (A4 : k * k * g * (r * r) == q * (k * (r * r))) by (rewrite <- kg; ring).
    assert (A5 : 0 <= q * (k * ((1 - delta) * (p * p) - r * r)))
      by (apply mult_nonneg; [fra | apply mult_nonneg; fra]). fra. }
  (* Y^2 <= q e'^2 *)
  assert (Y3 : - e * k * (- e * k) <= q * (e' * e')).
  { assert (A1 : 0 <= k * k * (c * iq * (b * b) - e * e)) by (apply mult_nonneg; [apply square_nonneg | fra]).
    assert (A2 : c * (k * k) == q * q * (delta * delta * (k * k) - (1 - k) * (1 - k))).
    { unfold c. transitivity (delta * delta * (q * q) * (k * k) - (k * g - q * k) * (k * g - q * k)); [ring |].
      rewrite kg. ring. }
    assert (A3 : k * k * (c * iq * (b * b)) == q * ((delta * delta * (k * k) - (1 - k) * (1 - k)) * (b * b))).
    { transitivity (c * (k * k) * iq * (b * b)); [ring |]. rewrite A2.
      transitivity (q * (iq * q) * (delta * delta * (k * k) - (1 - k) * (1 - k)) * (b * b)); [ring | rewrite Iq;
        ring]. }
    assert (A4 : (delta * delta * (k * k) - (1 - k) * (1 - k)) * (w * w) <= delta * delta).
    { rewrite w_square. pose proof (square_nonneg ((1 - delta * delta) * k - 1)). fra. }
    set (z := delta * delta * (k * k) - (1 - k) * (1 - k)) in *.
    assert (A5 : z <= delta * delta * (iw * iw)).
    { assert (X : 0 <= iw * iw * (delta * delta - z * (w * w))) by (apply mult_nonneg; [apply square_nonneg | fra]).
      assert (Y : iw * iw * (delta * delta - z * (w * w)) == delta * delta * (iw * iw) - z * ((iw * w) * (iw * w)))
        by ring.
      rewrite Y, Wi in X. fra. }
    assert (A6 : 0 <= q * ((delta * delta * (iw * iw) - z) * (b * b)))
      by (apply mult_nonneg; [fra | apply mult_nonneg; [fra | apply square_nonneg]]).
    assert (A7 : q * (delta * delta * (iw * iw) * (b * b)) == q * (e' * e')) by (unfold e'; ring). fra. }
  pose proof (square_sum _ _ p e' q p0 e0 (lt_le _ _ Q) X2 Y3) as Z. rewrite Sum in Z.
  apply (mult_le_cancel _ _ q Q). assert (X : (p + e') * (p + e') * q == q * ((p + e') * (p + e'))) by ring.
  rewrite X. exact Z.
Qed.

Theorem isometry_17 : null_space_property m N A s root (rho_of delta w) (gamma_of delta w v).
Proof.
  intros x S T r P L R. pose proof w_large as Wl. destruct (largest_bound x r R) as (h & h0 & hq & H).
  set (S0 := largest N s x) in *. set (T0 := others N s x) in *. set (q := dot S0 x x) in *.
  assert (l0 : 0 <= norm1 T0 x / root).
  { unfold fdiv. apply mult_nonneg; [apply norm1_nonneg | pose proof (inverse_positive root root_positive); fra]. }
  set (l := norm1 T0 x / root) in *. destruct R as [r0 _].
  assert (Wi : / w * w == 1) by (apply (finv_left K); fra). pose proof (inverse_positive w w_positive) as Wi0.
  set (u := w - $(1 # 4) * delta). assert (Ui : / u * u == 1) by (apply (finv_left K); unfold u; fra).
  pose proof (inverse_positive u ltac:(unfold u; fra)) as Ui0.
  set (B := / u * (delta * l + v * r)). assert (B0 : 0 <= B).
  { unfold B. assert (0 <= delta * l) by (apply mult_nonneg; fra). assert (0 <= v * r) by (apply mult_nonneg; fra).
    apply mult_nonneg; fra. }
  set (t := v / w * r + delta / w * (l + $(1 # 4) * h)) in *.
  assert (Wt : w * t == u * B + $(1 # 4) * delta * h).
  { unfold t, B, fdiv. transitivity ((/ w * w) * (v * r + delta * (l + $(1 # 4) * h))); [ring |]. rewrite Wi.
    transitivity ((/ u * u) * (delta * l + v * r) + $(1 # 4) * delta * h); [rewrite Ui; ring | ring]. }
  assert (t0 : 0 <= t).
  { apply (mult_le_cancel _ _ w w_positive). assert (0 <= u * B) by (apply mult_nonneg; unfold u; fra).
    assert (0 <= delta * h) by (apply mult_nonneg; fra). fra. }
  assert (tB : q <= B * B).
  { destruct (lt_le_dec B h) as [C | C].
    - exfalso. assert (0 < u * (h - B)) by (apply mult_positive; unfold u; fra).
      assert (th : t < h). { apply lt_not_le. intros X. assert (0 <= w * (t - h)) by (apply mult_nonneg; fra).
      unfold u in *. fra. }
      assert (0 < (h - t) * (h + t)) by (apply mult_positive; fra). fra.
    - assert (0 <= delta * (B - h)) by (apply mult_nonneg; fra).
      assert (tb : t <= B). { apply (mult_le_cancel _ _ w w_positive). unfold u in *. fra. }
      pose proof (square_at_most t B t0 tb). fra. }
  (* from the s largest entries to S *)
  assert (Sq : dot S x x <= q).
  { destruct (others N s x) as [| k rest] eqn:E.
    - unfold q. pose proof (parts_over N S T (fun j => x j * x j) P) as E1.
      pose proof (parts_over N _ _ (fun j => x j * x j) (largest_others N s x)) as E2. rewrite E in E2. simpl in E2.
      fold S0 in E2. pose proof (dot_nonneg T x). unfold dot in *. fra.
    - destruct (largest_other N s x k rest E) as (Len & High & Low).
      assert (Sqr : forall j, x j * x j == fabs (x j) * fabs (x j))
        by (intros j; destruct (abs_spec (x j)) as [[_ Z] | [_ Z]]; rewrite Z; ring).
      apply (largest_sum N s x S T (fun j => x j * x j) (fabs (x k) * fabs (x k)) P L (square_nonneg _) Len).
      + intros j Hj. rewrite Sqr. apply square_at_most; [apply abs_nonneg | apply High, Hj].
      + intros j Hj. rewrite Sqr. apply square_at_most; [apply abs_nonneg | apply Low, Hj]. }
  pose proof (sigma_least N s x S T P L) as Sg. unfold sigma in Sg. fold T0 in Sg.
  assert (Le : B <= rho_of delta w / root * norm1 T x + gamma_of delta w v * r).
  { pose proof (inverse_positive root root_positive) as Q0. unfold rho_of, gamma_of, fdiv. fold u.
    assert (0 <= delta * / u * / root * (norm1 T x - norm1 T0 x)) by (repeat apply mult_nonneg; fra).
    unfold B, l, fdiv. fra. }
  apply (norm_le _ _ B _ Le). split; [exact B0 | fra].
Qed.
End Property.
