(** * E3, the constants: a restricted isometry has the robust null space property

    |Ax|^2 is within delta |x|^2 of |x|^2 for all x with at most 2s entries ([isometry]), 41 delta^2 < 16.  With
    w = sqrt (1 - delta^2), A has the l2-robust null space property of order s, rho = delta/(w - delta/4) < 1 and
    gamma = sqrt (1 + delta)/(w - delta/4) ([E3_isometry]): Theorem 6.13 of Foucart and Rauhut.  A matrix whose columns
    have inner products within d of 1 and mu of 0 has delta_t <= d + (t - 1) mu ([E3_gershgorin]).

    Idea.  S the s largest entries, the others in blocks of s, in order.  |Ax_S|^2 = (1 + t) |x_S|^2 is the inner
    product with Ax minus those with the blocks, and these are at most sqrt (delta^2 - t^2) |x_S| |x_block|
      ([cross_bound]).
    The length of a block is at most |x_block|_1/sqrt s + (sqrt s/4) (its largest - its least entry) ([lifting]); their
    sum telescopes ([blocks]), and the first entry is at most |x_S|/sqrt s. *)

From Coq Require Import ZArith QArith Lia PeanoNat List Setoid Morphisms Permutation Sorted.
From Barriers Require Import OrderedFields LinearSystems Lengths Recovery.
Import ListNotations.
Open Scope field_scope.

Section Isometries.
Context {K : ordered_field}.
Add Field K_f : (K_field K) (morphism (of_Q_morph K), constants [f_cst], setoid (K_setoid K) (K_ext K)).
Implicit Types (x y u v : nat -> K) (a b c r M : K) (S T L : list nat).

Lemma distinct_app S T : NoDup (S ++ T) <-> NoDup S /\ NoDup T /\ forall j, In j S -> In j T -> False.
Proof.
  induction S as [| i S IH]; simpl; [split; [intros D; repeat split; [constructor | exact D | tauto] | tauto] |].
  rewrite !NoDup_cons_iff, IH, in_app_iff. split.
  - intros (H & DS & DT & A). repeat split; auto. intros j [<- | J]; [tauto | apply A, J].
  - intros ((H & DS) & DT & A). repeat split; auto; [| intros j J; apply A; auto].
    intros [I | I]; [apply H, I | apply (A i); auto].
Qed.

(** ** Squares *)

(** X^2 <= c a^2 and Y^2 <= c b^2 give (X + Y)^2 <= c (a + b)^2: the triangle inequality for numbers sqrt c a. *)
Lemma square_sum (X Y : K) a b c : 0 <= a -> 0 <= b -> 0 <= c -> X * X <= c * (a * a) -> Y * Y <= c * (b * b) ->
  (X + Y) * (X + Y) <= c * ((a + b) * (a + b)).
Proof.
  intros A B C HX HY. assert (P : X * Y <= c * (a * b)).
  { apply square_le_cancel; [repeat apply mult_nonneg; assumption |].
    assert (0 <= (c * (a * a) - X * X) * (Y * Y)) by (apply mult_nonneg; [fra | apply square_nonneg]).
    assert (0 <= c * (a * a) * (c * (b * b) - Y * Y)) by (repeat apply mult_nonneg; fra). fra. }
  fra.
Qed.

(** The square root lifting inequality: entries between M' and M, s of them or M' = 0. *)
Lemma lifting S v root (s : nat) M M' : 0 < root -> root * root == number s -> 0 <= M' -> M' <= M ->
  (forall j, In j S -> M' <= fabs (v j) <= M) -> length S = s \/ M' == 0 ->
  norm_at_most S v (norm1 S v / root + root * $(1 # 4) * (M - M')).
Proof.
  intros R Rs P0 P H L. set (sum := norm1 S v). assert (Q : / root * root == 1) by (apply (finv_left K); fra).
  pose proof (inverse_positive root R) as Q0. unfold fdiv. set (q := / root) in *.
  assert (Sum : 0 <= sum) by apply norm1_nonneg. split.
  { assert (0 <= sum * q) by (apply mult_nonneg; fra). assert (0 <= root * (M - M')) by (apply mult_nonneg; fra). fra. }
  assert (D : dot S v v <= (M + M') * sum - number (length S) * (M * M')).
  { rewrite <- over_constant. unfold sum, norm1. rewrite <- over_scale, <- over_minus. apply over_le. intros j Hj.
    destruct (H j Hj) as [L1 L2]. assert (E : v j * v j == fabs (v j) * fabs (v j))
      by (destruct (abs_spec (v j)) as [[_ E] | [_ E]]; rewrite E; ring).
    assert (0 <= (fabs (v j) - M') * (M - fabs (v j))) by (apply mult_nonneg; fra). rewrite E. fra. }
  assert (N : number (length S) * (M * M') == root * root * (M * M')).
  { destruct L as [L | L]; [rewrite L, Rs; reflexivity | rewrite L; ring]. }
  rewrite N in D. set (mu := sum * q * q).
  assert (E : sum == root * root * mu).
  { unfold mu. transitivity (sum * (q * root) * (q * root)); [rewrite Q |]; ring. }
  assert (E' : sum * q == root * mu).
  { unfold mu. transitivity (sum * q * (q * root)); [rewrite Q |]; ring. }
  rewrite E' . rewrite E in D. clearbody mu. clear E E' sum Sum N L H.
  set (e := mu - (M + $3 * M') * $(1 # 4)).
  assert (0 <= root * root * (e * e)) by (apply mult_nonneg; apply square_nonneg).
  assert (0 <= root * root * (M' * (M - M'))) by (apply mult_nonneg; [apply square_nonneg | apply mult_nonneg; fra]).
  unfold e in *. fra.
Qed.

(** Q(S) = sum over S of v_j g_j has Q(S)^2 <= c |v_S|^2 for at most s entries: then for any number of them, in
    descending order and at most M, it is at most c (|v|_1/sqrt s + (sqrt s/4) M)^2. *)
Lemma blocks v (g : nat -> K) c root (s : nat) : (0 < s)%nat -> 0 < root -> root * root == number s -> 0 <= c ->
  forall n L M, (length L <= n)%nat -> StronglySorted (descends v) L -> 0 <= M -> (forall j, In j L ->
    fabs (v j) <= M) ->
  (forall S, incl S L -> NoDup S -> (length S <= s)%nat -> dot S v g * dot S v g <= c * dot S v v) ->
  NoDup L -> let a := norm1 L v / root + root * $(1 # 4) * M in 0 <= a /\ dot L v g * dot L v g <= c * (a * a).
Proof.
  intros s0 R Rs C n. induction n as [| n IH]; intros L M Ln Sorted M0 Top Few Di a.
  - destruct L; [| simpl in Ln; lia]. unfold a, norm1, dot, fdiv. simpl.
    assert (A : 0 <= 0 * / root + root * $(1 # 4) * M) by (assert (0 <= root * M) by (apply mult_nonneg; fra); fra).
    split; [exact A |]. pose proof (mult_nonneg _ _ C (square_nonneg (0 * / root + root * $(1 # 4) * M))). fra.
  - set (L1 := firstn s L). set (L2 := skipn s L). assert (E : L = L1 ++ L2) by (symmetry; apply firstn_skipn).
    set (M' := match L2 with [] => 0 | k :: _ => fabs (v k) end : K).
    assert (Di1 : NoDup L1 /\ NoDup L2).
    { rewrite E in Di. apply distinct_app in Di. tauto. }
    assert (I1 : incl L1 L) by (rewrite E; intros i Hi; apply in_or_app; auto).
    assert (I2 : incl L2 L) by (rewrite E; intros i Hi; apply in_or_app; auto).
    assert (P' : 0 <= M' /\ M' <= M).
    { unfold M'. destruct L2 as [| k L2'] eqn:E2; [fra |]. split; [apply abs_nonneg |].
      apply Top, I2. left. reflexivity. }
    assert (Between : forall j, In j L1 -> M' <= fabs (v j) <= M).
    { intros j Hj. split; [| apply Top, I1, Hj]. unfold M'. destruct L2 as [| k L2'] eqn:E2; [apply abs_nonneg |].
      apply (sorted_parts v s L Sorted j k Hj). fold L2. rewrite E2. left. reflexivity. }
    assert (Full : length L1 = s \/ M' == 0).
    { unfold M'. destruct L2 as [| k L2'] eqn:E2; [right; reflexivity | left]. apply firstn_length_le.
      destruct (Nat.le_gt_cases s (length L)); [assumption |]. unfold L2 in E2. rewrite skipn_all2 in E2 by lia.
      discriminate. }
    pose proof (lifting L1 v root s M M' R Rs (proj1 P') (proj2 P') Between Full) as [A1 B1].
    assert (B1' : dot L1 v g * dot L1 v g <= c * ((norm1 L1 v / root + root * $(1 # 4) * (M - M')) *
      (norm1 L1 v / root + root * $(1 # 4) * (M - M')))).
    { apply (le_trans _ (c * dot L1 v v)); [apply Few; [exact I1 | apply Di1 | apply firstn_le_length] |].
      set (b := norm1 L1 v / root + root * $(1 # 4) * (M - M')) in *.
      assert (0 <= c * (b * b - dot L1 v v)) by (apply mult_nonneg; fra). fra. }
    assert (Sorted2 : StronglySorted (descends v) L2).
    { rewrite E in Sorted. clear - Sorted. induction L1 as [| i L1 IH]; [exact Sorted |].
      apply IH. apply StronglySorted_inv in Sorted. apply Sorted. }
    destruct (Nat.eq_dec (length L) 0) as [Z | Z].
    { apply (IH L M); auto; lia. }
    destruct (IH L2 M') as [A2 B2]; [| exact Sorted2 | apply P' | | | apply Di1 |].
    + unfold L2. rewrite skipn_length. lia.
    + intros j Hj. unfold M'. destruct L2 as [| k L2'] eqn:E2; [destruct Hj |].
      destruct Hj as [<- | Hj]; [apply le_refl |]. apply StronglySorted_inv in Sorted2 as [_ F].
      rewrite Forall_forall in F. apply (F j Hj).
    + intros S HS NS LS. apply Few; auto. intros i Hi. apply I2, HS, Hi.
    + assert (Ea : a == (norm1 L1 v / root + root * $(1 # 4) * (M - M')) + (norm1 L2 v / root + root * $(1 # 4) * M')).
      { unfold a. rewrite E. unfold norm1, fdiv. rewrite over_app. ring. }
      assert (Ed : dot L v g == dot L1 v g + dot L2 v g) by (rewrite E; apply over_app).
      rewrite Ea, Ed. split; [fra |]. apply square_sum; assumption.
Qed.

(** ** Restricted isometries *)

Variables m N : nat.

(** delta_t <= delta *)
Definition isometry (A : nat -> nat -> K) (t : nat) (delta : K) : Prop :=
  forall x S T, parts N S T -> (length S <= t)%nat -> (forall j, In j T -> x j == 0) ->
  (1 - delta) * dot (below N) x x <= dot (below m) (image N A x) (image N A x) <= (1 + delta) * dot (below N) x x.

(** x on S, 0 elsewhere *)
Definition restricted S x (j : nat) : K := if in_dec Nat.eq_dec j S then x j else 0.

Lemma restricted_over S x (f : nat -> K) : NoDup S -> (forall j, In j S -> (j < N)%nat) ->
  over (below N) (fun j => f j * restricted S x j) == over S (fun j => f j * x j).
Proof.
  intros D B. rewrite (over_support N S _ D B).
  - apply over_same. intros j Hj. unfold restricted. destruct (in_dec Nat.eq_dec j S); [reflexivity | contradiction].
  - intros j _ H. unfold restricted. destruct (in_dec Nat.eq_dec j S); [contradiction | ring].
Qed.

Section Property.
Variables (A : nat -> nat -> K) (s : nat) (delta : K).
Hypothesis delta_positive : 0 < delta.
Hypothesis A_isometry : isometry A (2 * s) delta.

Let rows := below m.
Let on S x := image N A (restricted S x).

(** The inner product of the images of x_S and x_T, S and T apart. *)
Lemma cross_bound x S T : NoDup (S ++ T) -> (forall j, In j (S ++ T) -> (j < N)%nat) ->
  (length S <= s)%nat -> (length T <= s)%nat ->
  let q := dot S x x in let g := dot rows (on S x) (on S x) in let e := dot rows (on S x) (on T x) in
  e * e * q <= (delta * delta * (q * q) - (g - q) * (g - q)) * dot T x x /\
  0 <= delta * delta * (q * q) - (g - q) * (g - q).
Proof.
  intros D B LS LT q g e. set (p := dot T x x). set (h := dot rows (on T x) (on T x)).
  pose proof (proj1 (distinct_app S T) D) as (DS & DT & Disjoint).
  assert (BS : forall j, In j S -> (j < N)%nat) by (intros; apply B, in_or_app; auto).
  assert (BT : forall j, In j T -> (j < N)%nat) by (intros; apply B, in_or_app; auto).
  (* the isometry for alpha x_S + beta x_T *)
  assert (Form : forall al be : K, (1 - delta) * (al * al * q + be * be * p) <=
    al * al * g + $2 * (al * be) * e + be * be * h <= (1 + delta) * (al * al * q + be * be * p)).
  { intros al be. set (y j := al * restricted S x j + be * restricted T x j).
    assert (Apart : forall j, restricted S x j * restricted T x j == 0).
    { intros j. unfold restricted. destruct (in_dec Nat.eq_dec j S) as [I |]; [| ring].
      destruct (in_dec Nat.eq_dec j T) as [J |]; [| ring]. exfalso. apply (Disjoint j I J). }
    assert (Sq : forall U, NoDup U -> (forall j, In j U -> (j < N)%nat) ->
      over (below N) (fun j => restricted U x j * restricted U x j) == dot U x x).
    { intros U DU BU. rewrite (restricted_over U x (restricted U x) DU BU). apply over_same. intros j Hj.
      unfold restricted. destruct (in_dec Nat.eq_dec j U); [reflexivity | contradiction]. }
    assert (Yy : dot (below N) y y == al * al * q + be * be * p).
    { unfold q, p. rewrite <- (Sq S DS BS), <- (Sq T DT BT), <- !over_scale, <- over_plus. apply over_same.
      intros j _. unfold y. specialize (Apart j).
      transitivity (al * al * (restricted S x j * restricted S x j) + be * be * (restricted T x j * restricted T x j) +
        $2 * al * be * (restricted S x j * restricted T x j)); [ring | rewrite Apart; ring]. }
    assert (Im : forall i, image N A y i == al * on S x i + be * on T x i).
    { intros i. unfold on, image, y. rewrite <- !over_scale, <- over_plus. apply over_same. intros. ring. }
    assert (Yi : dot rows (image N A y) (image N A y) == al * al * g + $2 * (al * be) * e + be * be * h).
    { rewrite (dot_same rows _ (fun i => al * on S x i + be * on T x i) _ (fun i => al * on S x i + be * on T x i))
        by (intros; apply Im).
      unfold g, e, h, dot. rewrite <- !over_scale, <- !over_plus. apply over_same. intros. ring. }
    set (U := S ++ T). set (rest := filter (fun j => if in_dec Nat.eq_dec j U then false else true) (below N)).
    assert (P : parts N U rest).
    { unfold parts. assert (Off : forall j, In j rest <-> (j < N)%nat /\ ~ In j U).
      { intros j. unfold rest. rewrite filter_In, in_below. destruct (in_dec Nat.eq_dec j U); intuition congruence. }
      apply NoDup_Permutation; [| apply below_distinct |].
      - apply distinct_app. split; [exact D |]. split; [apply NoDup_filter, below_distinct |].
        intros j Hj J. apply Off in J. tauto.
      - intros j. rewrite in_app_iff, Off, in_below. split; [intros [H | H]; [apply B, H | apply H] |].
        intros H. destruct (in_dec Nat.eq_dec j U); auto. }
    assert (Z : forall j, In j rest -> y j == 0).
    { intros j Hj. unfold rest in Hj. apply filter_In in Hj as [_ Hj]. unfold y, restricted.
      destruct (in_dec Nat.eq_dec j U) as [| H]; [discriminate |]. unfold U in H. rewrite in_app_iff in H.
      destruct (in_dec Nat.eq_dec j S); [tauto |]. destruct (in_dec Nat.eq_dec j T); [tauto | ring]. }
    pose proof (A_isometry y U rest P ltac:(unfold U; rewrite app_length; lia) Z) as I.
    fold rows in I. rewrite Yy, Yi in I. exact I. }
  assert (F1 : e * e <= (delta * q - (g - q)) * (delta * p - (h - p))).
  { setoid_replace (e * e) with (- e * - e) by ring. apply form_nonneg. intros al be. specialize (Form al be). fra. }
  assert (F2 : e * e <= (delta * q + (g - q)) * (delta * p + (h - p))).
  { apply form_nonneg. intros al be. specialize (Form al be). fra. }
  pose proof (Form 1 0) as Fq. assert (Q0 : 0 <= q) by apply dot_nonneg.
  assert (Lo : 0 <= delta * q - (g - q)) by fra. assert (Hi : 0 <= delta * q + (g - q)) by fra.
  split; [| pose proof (mult_nonneg _ _ Lo Hi); fra].
  assert (X1 : 0 <= (delta * q + (g - q)) * ((delta * q - (g - q)) * (delta * p - (h - p)) - e * e))
    by (apply mult_nonneg; fra).
  assert (X2 : 0 <= (delta * q - (g - q)) * ((delta * q + (g - q)) * (delta * p + (h - p)) - e * e))
    by (apply mult_nonneg; fra).
  apply (mult_le_cancel _ _ ($2 * delta)); [fra |]. fra.
Qed.
(** The image of the others, as a sum over them. *)
Lemma cross_sum x S T : NoDup T -> (forall j, In j T -> (j < N)%nat) ->
  dot rows (on S x) (on T x) == dot T x (fun j => over rows (fun i => A i j * on S x i)).
Proof.
  intros D B. rewrite dot_comm. unfold on at 1, image.
  rewrite (dot_same rows _ (fun i => over T (fun j => A i j * x j)) _ (on S x)).
  - apply dot_transpose.
  - intros i _. apply (restricted_over T x (A i) D B).
  - reflexivity.
Qed.

Variables (w v : K).
Hypothesis delta_small : $41 * (delta * delta) < $16.
(** w = sqrt (1 - delta^2), v = sqrt (1 + delta) *)
Hypothesis w_positive : 0 < w.
Hypothesis w_square : w * w == 1 - delta * delta.
Hypothesis v_positive : 0 < v.
Hypothesis v_square : v * v == 1 + delta.

Definition rho_of (delta w : K) : K := delta / (w - $(1 # 4) * delta).
Definition gamma_of (delta w v : K) : K := v / (w - $(1 # 4) * delta).

Lemma w_large : $(5 # 4) * delta < w.
Proof.
  apply lt_not_le. intros C. assert (w * w <= $(5 # 4) * delta * ($(5 # 4) * delta)) by (apply square_at_most; fra).
  fra.
Qed.

Lemma delta_below_1 : delta < 1.
Proof. apply lt_not_le. intros C. assert (1 * 1 <= delta * delta) by (apply square_at_most; fra). fra. Qed.

Lemma constants_range : 0 < rho_of delta w < 1 /\ 0 < gamma_of delta w v.
Proof.
  pose proof w_large as L. assert (I : / (w - $(1 # 4) * delta) * (w - $(1 # 4) * delta) == 1)
    by (apply (finv_left K); fra).
  pose proof (inverse_positive (w - $(1 # 4) * delta) ltac:(fra)) as I0. unfold rho_of, gamma_of, fdiv.
  set (k := / (w - $(1 # 4) * delta)) in *. assert (0 < k * (w - $(5 # 4) * delta)) by (apply mult_positive; fra).
  split; [split |]; [apply mult_positive; fra | fra | apply mult_positive; fra].
Qed.

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
  { pose proof (cross_bound x S [] ltac:(rewrite app_nil_r; exact DS) ltac:(rewrite app_nil_r; exact BS)
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
    pose proof (cross_bound x S T' D' B' (largest_length N s x) L') as [X _]. fold q g c in X.
    rewrite (cross_sum x S T' DT' ltac:(intros; apply BT, I; assumption)) in X. fold f in X.
    set (d := dot T' x f) in *. assert (0 <= iq * (c * dot T' x x - d * d * q)) by (apply mult_nonneg; fra).
    assert (Y : iq * (c * dot T' x x - d * d * q) == c * iq * dot T' x x - d * d * (iq * q)) by ring.
    rewrite Y, Iq in H. fra. }
  assert (C0 : 0 <= c * iq).
  { pose proof (cross_bound x S [] ltac:(rewrite app_nil_r; exact DS) ltac:(rewrite app_nil_r; exact BS)
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
  { unfold e. rewrite <- (cross_sum x S T DT BT : _ == dot T x f). unfold g, P', dot. rewrite <- over_minus.
    apply over_same. intros i _. assert (X : image N A x i == on S x i + on T x i); [| rewrite X; ring].
    unfold on, image. rewrite !restricted_over by assumption. apply (parts_over N S T _ P). }
  pose proof (cauchy_schwarz rows (on S x) (image N A x)) as CP. fold g P' in CP. fold rows in R.
  set (k := q * / g). assert (Ig : / g * g == 1) by (apply (finv_left K); fra).
  assert (kg : k * g == q) by (unfold k; transitivity (q * (/ g * g)); [ring | rewrite Ig; ring]).
  assert (k0 : 0 < k) by (unfold k; apply mult_positive; [exact Q | apply inverse_positive, Gp]).
  assert (Sum : P' * k + - e * k == q) by (rewrite <- kg, Gs; ring).
  (* X^2 <= q p^2 *)
  assert (pp : (1 - delta) * (p * p) == r * r).
  { unfold p. assert (X : (1 - delta) * (v * iw * r * (v * iw * r)) == (1 - delta) * (v * v) * (iw * iw) * (r * r))
    by ring.
    rewrite X, v_square. assert (Y : (1 - delta) * (1 + delta) == w * w) by (rewrite w_square; ring). rewrite Y.
    transitivity ((iw * w) * (iw * w) * (r * r)); [ring | rewrite Wi; ring]. }
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
    assert (A4 : k * k * g * (r * r) == q * (k * ((1 - delta) * (p * p)))) by (rewrite pp, <- kg; ring). fra. }
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

Theorem E3_isometry : null_space_property m N A s root (rho_of delta w) (gamma_of delta w v).
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
End Isometries.
