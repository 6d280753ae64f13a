(** * E3: matrices with certified constants

    The inner products of the columns of A decide its isometry constants.  If they are within d of 1 and mu of 0 then
    delta_t <= d + (t - 1) mu ([E3_gershgorin]); for two orthonormal bases, mu between them, delta_2s <= s mu
    ([E3_two_bases]).  For m = 4^k the matrix [I | 2^-k H], H the Sylvester–Hadamard matrix, is such: unit columns,
    mu = 2^-k, A A^T = 2, |A| = sqrt 2 ([E3_columns], [E3_norm]).  With [E3_isometry] it has the robust null space
    property of order s if 41 s^2 < 16 4^k ([E3_hadamard]).

    Idea.  |Ax|^2 - |x|^2 is a double sum of x_j x_l times what the inner products miss ([image_square]).  Two columns
    of H are added up in pairs of rows 2i, 2i + 1: the sum is twice that of half the size, or 0 ([hadamard_columns]). *)

From Coq Require Import ZArith QArith Lia PeanoNat List Setoid Morphisms Permutation.
From Barriers Require Import OrderedFields LinearSystems Lengths Recovery Isometries.
Import ListNotations.
Open Scope field_scope.

Section Columns.
Context {K : ordered_field}.
Add Field K_f : (K_field K) (morphism (of_Q_morph K), constants [f_cst], setoid (K_setoid K) (K_ext K)).
Variables (m N : nat) (A : nat -> nat -> K).
Implicit Types (x y : nat -> K) (S T : list nat).

(** ** Inner products of columns *)

Definition gram (j l : nat) : K := over (below m) (fun i => A i j * A i l).

Lemma image_square x : dot (below m) (image N A x) (image N A x) ==
  dot (below N) x x + over (below N) (fun j => over (below N) (fun l => x j * x l * (gram j l - unit_entry j l))).
Proof.
  assert (D : dot (below N) x x == over (below N) (fun j => over (below N) (fun l => x j * x l * unit_entry j l))).
  { apply over_same. intros j Hj. transitivity (x j * over (below N) (fun l => unit_entry j l * x l)).
    - rewrite over_pick by (apply below_distinct || exact Hj). reflexivity.
    - rewrite <- over_scale. apply over_same. intros. ring. }
  rewrite D, <- over_plus. unfold image. rewrite dot_transpose. apply over_same. intros j _.
  transitivity (over (below m) (fun i => over (below N) (fun l => x j * x l * (A i j * A i l)))).
  - rewrite <- over_scale. apply over_same. intros i _. rewrite <- !over_scale. apply over_same. intros. ring.
  - rewrite over_swap, <- over_plus. apply over_same. intros l _. rewrite over_scale. unfold gram. ring.
Qed.

(** What vanishes off S can be summed over S. *)
Lemma over_part S T x (f : nat -> K) : parts N S T -> (forall j, In j T -> x j == 0) ->
  (forall j, x j == 0 -> f j == 0) -> over (below N) f == over S f.
Proof. intros P Z F. rewrite (parts_over N S T f P), (over_zero T); [ring |]. intros j Hj. apply F, Z, Hj. Qed.

(** From a bound of the double sum. *)
Lemma isometry_from t delta :
  (forall x S T, parts N S T -> (length S <= t)%nat -> (forall j, In j T -> x j == 0) ->
   over S (fun j => over S (fun l => fabs (x j) * fabs (x l) * fabs (gram j l - unit_entry j l))) <= delta *
     dot S x x) ->
  isometry m N A t delta.
Proof.
  intros H x S T P L Z. specialize (H x S T P L Z). rewrite image_square.
  assert (D : dot (below N) x x == dot S x x).
  { apply (over_part S T x); [exact P | exact Z |]. intros j E. rewrite E. ring. }
  assert (E : over (below N) (fun j => over (below N) (fun l => x j * x l * (gram j l - unit_entry j l))) ==
    over S (fun j => over S (fun l => x j * x l * (gram j l - unit_entry j l)))).
  { rewrite (over_part S T x _ P Z); [| intros j E; apply over_zero; intros; rewrite E; ring].
    apply over_same. intros j _. apply (over_part S T x _ P Z). intros l E. rewrite E. ring. }
  rewrite D, E. set (d := over S (fun j => over S (fun l => x j * x l * (gram j l - unit_entry j l)))).
  assert (B : fabs d <= delta * dot S x x).
  { apply (le_trans _ (over S (fun j => over S (fun l => fabs (x j) * fabs (x l) * fabs (gram j l - unit_entry j l)))));
      [| exact H]. apply over_abs. intros j _. apply over_abs. intros l _. rewrite !abs_mult. apply le_refl. }
  apply abs_le_condition in B. fra.
Qed.

(** Gershgorin: delta_t <= d + (t - 1) mu *)
Theorem E3_gershgorin d mu t : 0 <= d -> 0 <= mu -> (1 <= t)%nat ->
  (forall j l, (j < N)%nat -> (l < N)%nat -> fabs (gram j l - unit_entry j l) <= if (j =? l)%nat then d else mu) ->
  isometry m N A t (d + (number t - 1) * mu).
Proof.
  intros D0 M0 T1 G. apply isometry_from. intros x S T P L _.
  assert (B : forall j, In j S -> (j < N)%nat).
  { intros j Hj. apply in_below, (Permutation_in j P), in_or_app. auto. }
  assert (DS : NoDup S).
  { apply (distinct_app S T), (Permutation_NoDup (Permutation_sym P)), below_distinct. }
  apply (le_trans _ (over S (fun j => over S (fun l => fabs (x j) * fabs (x l) * mu) + (d - mu) * (x j * x j)))).
  { apply over_le. intros j Hj. assert (E : (d - mu) * (x j * x j) == over S (fun l => unit_entry j l *
      ((d - mu) * (fabs (x j) * fabs (x l))))).
    { rewrite (over_pick S _ j DS Hj). destruct (abs_spec (x j)) as [[_ E] | [_ E]]; rewrite E; ring. }
    rewrite E, <- over_plus. apply over_le. intros l Hl. specialize (G j l (B j Hj) (B l Hl)).
    pose proof (mult_nonneg _ _ (abs_nonneg (x j)) (abs_nonneg (x l))) as X. unfold unit_entry in *.
    set (a := fabs (x j) * fabs (x l)) in *. destruct (j =? l)%nat.
    - assert (0 <= a * (d - fabs (gram j l - 1))) by (apply mult_nonneg; fra). fra.
    - assert (0 <= a * (mu - fabs (gram j l - 0))) by (apply mult_nonneg; fra). fra. }
  rewrite over_plus, over_scale. fold (dot S x x).
  assert (E : over S (fun j => over S (fun l => fabs (x j) * fabs (x l) * mu)) == mu * (norm1 S x * norm1 S x)).
  { unfold norm1. rewrite <- over_scale_right, <- over_scale. apply over_same. intros j _.
    rewrite <- over_scale, <- over_scale. apply over_same. intros. ring. }
  rewrite E. pose proof (norm1_square S x) as C. pose proof (dot_nonneg S x) as Q.
  pose proof (number_le (K := K) _ _ L) as Nt.
  assert (0 <= mu * (number (length S) * dot S x x - norm1 S x * norm1 S x)) by (apply mult_nonneg; fra).
  assert (0 <= mu * ((number t - number (length S)) * dot S x x)) by (repeat apply mult_nonneg; fra). fra.
Qed.

(** Two orthonormal bases: delta_2s <= s mu *)
Theorem E3_two_bases (first : nat -> bool) mu s : 0 <= mu ->
  (forall j l, (j < N)%nat -> (l < N)%nat ->
     fabs (gram j l - unit_entry j l) <= if Bool.eqb (first j) (first l) then 0 else mu) ->
  isometry m N A (2 * s) (number s * mu).
Proof.
  intros M0 G. apply isometry_from. intros x S T P L _.
  assert (B : forall j, In j S -> (j < N)%nat).
  { intros j Hj. apply in_below, (Permutation_in j P), in_or_app. auto. }
  set (S1 := filter first S). set (S2 := filter (fun j => negb (first j)) S).
  assert (Split : forall f : nat -> K, over S f == over S1 f + over S2 f).
  { intros f. unfold S1, S2. clear. induction S as [| j S IH]; simpl; [ring |].
    destruct (first j); simpl; rewrite IH; ring. }
  assert (Len : (length S1 + length S2 = length S)%nat).
  { unfold S1, S2. clear. induction S as [| j S IH]; simpl; [reflexivity |]. destruct (first j); simpl; lia. }
  set (a := norm1 S1 x). set (b := norm1 S2 x).
  apply (le_trans _ (mu * ($2 * a * b))).
  { apply (le_trans _ (over S (fun j => mu * (fabs (x j) * if first j then b else a)))).
    - apply over_le. intros j Hj.
      assert (E : mu * (fabs (x j) * (if first j then b else a)) ==
        over S (fun l => mu * (fabs (x j) * fabs (x l)) * if Bool.eqb (first j) (first l) then 0 else 1)).
      { rewrite Split. destruct (first j) eqn:F.
        - rewrite (over_zero S1), (over_same S2 _ (fun l => mu * fabs (x j) * fabs (x l))).
          + rewrite over_scale. unfold b, norm1. ring.
          + intros l Hl. apply filter_In in Hl as [_ Hl]. destruct (first l); [discriminate |]. simpl. ring.
          + intros l Hl. apply filter_In in Hl as [_ Hl]. rewrite Hl. simpl. ring.
        - rewrite (over_zero S2), (over_same S1 _ (fun l => mu * fabs (x j) * fabs (x l))).
          + rewrite over_scale. unfold a, norm1. ring.
          + intros l Hl. apply filter_In in Hl as [_ Hl]. rewrite Hl. simpl. ring.
          + intros l Hl. apply filter_In in Hl as [_ Hl]. destruct (first l); [discriminate |]. simpl. ring. }
      rewrite E. apply over_le. intros l Hl. specialize (G j l (B j Hj) (B l Hl)).
      pose proof (mult_nonneg _ _ (abs_nonneg (x j)) (abs_nonneg (x l))) as X. set (c := fabs (x j) * fabs (x l)) in *.
      set (g := fabs (gram j l - unit_entry j l)) in *. destruct (Bool.eqb (first j) (first l)).
      + assert (0 <= c * (0 - g)) by (apply mult_nonneg; fra). fra.
      + assert (0 <= c * (mu - g)) by (apply mult_nonneg; fra). fra.
    - rewrite over_scale. assert (E : over S (fun j => fabs (x j) * if first j then b else a) == $2 * a * b).
      { rewrite Split, (over_same S1 _ (fun j => fabs (x j) * b)), (over_same S2 _ (fun j => fabs (x j) * a)).
        - rewrite !over_scale_right. fold (norm1 S1 x) (norm1 S2 x). fold a b. ring.
        - intros j Hj. apply filter_In in Hj as [_ Hj]. destruct (first j); [discriminate | reflexivity].
        - intros j Hj. apply filter_In in Hj as [_ Hj]. rewrite Hj. reflexivity. }
      rewrite E. apply le_refl. }
  (* 2 a b <= s |x|^2 from a^2 <= p |x_1|^2, b^2 <= q |x_2|^2, p + q <= 2 s *)
  pose proof (norm1_square S1 x) as C1. pose proof (norm1_square S2 x) as C2. fold a in C1. fold b in C2.
  assert (Ds : dot S x x == dot S1 x x + dot S2 x x) by apply Split. rewrite Ds.
  pose proof (dot_nonneg S1 x) as Q1. pose proof (dot_nonneg S2 x) as Q2.
  assert (Le : number (K := K) (length S1) + number (length S2) <= $2 * number s).
  { rewrite <- number_plus, Len. assert (E : $2 * number (K := K) s == number (2 * s)).
    { simpl. rewrite Nat.add_0_r, number_plus. ring. }
    rewrite E. apply number_le, L. }
  pose proof (number_nonneg (K := K) (length S1)) as N1. pose proof (number_nonneg (K := K) (length S2)) as N2.
  set (p := number (length S1)) in *. set (q := number (length S2)) in *. set (n := number s) in *.
  set (d1 := dot S1 x x) in *. set (d2 := dot S2 x x) in *.
  assert (n0 : 0 <= n) by apply number_nonneg.
  assert (F : $2 * a * b <= n * (d1 + d2)).
  { apply square_le_cancel; [apply mult_nonneg; fra |].
    assert (X1 : 0 <= (p * d1 - a * a) * (b * b)) by (apply mult_nonneg; [fra | apply square_nonneg]).
    assert (X2 : 0 <= p * d1 * (q * d2 - b * b)) by (repeat apply mult_nonneg; fra).
    assert (X3 : 0 <= (n * n - p * q) * (d1 * d2)).
    { apply mult_nonneg; [| apply mult_nonneg; fra]. pose proof (square_nonneg (p - q)).
      assert (Y : (p + q) * (p + q) <= $2 * n * ($2 * n)) by (apply square_at_most; fra). fra. }
    assert (X4 : 0 <= n * n * ((d1 - d2) * (d1 - d2))) by (apply mult_nonneg; apply square_nonneg). fra. }
  assert (0 <= mu * (n * (d1 + d2) - $2 * a * b)) by (apply mult_nonneg; fra). fra.
Qed.
End Columns.

(** ** The Sylvester–Hadamard matrix *)

Section Hadamard.
Context {K : ordered_field}.
Add Field K_f2 : (K_field K) (morphism (of_Q_morph K), constants [f_cst], setoid (K_setoid K) (K_ext K)).

(** The entry is -1 if i and j have an odd number of binary digits 1 in common: H_1 = 1, H_2n = [H H; H -H]. *)
Fixpoint hadamard (n i j : nat) : K :=
  match n with
  | O => 1
  | S n => (if Nat.odd i && Nat.odd j then -(1) else 1) * hadamard n (Nat.div2 i) (Nat.div2 j)
  end.

Lemma hadamard_symmetric n : forall i j, hadamard n i j == hadamard n j i.
Proof. induction n as [| n IH]; intros i j; simpl; [reflexivity |]. rewrite IH, Bool.andb_comm. reflexivity. Qed.

Lemma hadamard_sign n : forall i j, hadamard n i j == 1 \/ hadamard n i j == -(1).
Proof.
  induction n as [| n IH]; intros i j; simpl; [left; reflexivity |].
  destruct (IH (Nat.div2 i) (Nat.div2 j)) as [E | E]; destruct (Nat.odd i && Nat.odd j)%bool;
    [right | left | left | right];
    rewrite E; ring.
Qed.

Lemma over_pairs n (f : nat -> K) : over (below (2 * n)) f == over (below n) (fun i => f (2 * i)%nat + f (2 *
  i + 1)%nat).
Proof.
  unfold below. induction n as [| n IH]; [reflexivity |]. replace (2 * S n)%nat with (S (S (2 * n))) by lia.
  rewrite !seq_S, !over_app, IH. simpl. replace (n + (n + 0) + 1)%nat with (S (n + (n + 0))) by lia. ring.
Qed.

Lemma over_shift (f : nat -> K) a c : forall b, over (seq (a + b) c) f == over (seq b c) (fun j => f (a + j)%nat).
Proof.
  induction c as [| c IH]; intros b; simpl; [reflexivity |]. rewrite <- IH.
  replace (a + S b)%nat with (S (a + b)) by lia. reflexivity.
Qed.

(** H^T H = 2^n *)
Lemma hadamard_columns n : forall j l, (j < 2 ^ n)%nat -> (l < 2 ^ n)%nat ->
  over (below (2 ^ n)) (fun i => hadamard n i j * hadamard n i l) == number (2 ^ n) * unit_entry j l.
Proof.
  induction n as [| n IH]; intros j l Hj Hl.
  - simpl in *. assert (j = O) by lia. assert (l = O) by lia. subst. unfold number, unit_entry. simpl. ring.
  - change (2 ^ S n)%nat with (2 * 2 ^ n)%nat in *. rewrite over_pairs.
    assert (Odd : forall i, Nat.odd (2 * i) = false /\ Nat.odd (2 * i + 1) = true /\ Nat.div2 (2 * i) = i /\
      Nat.div2 (2 * i + 1) = i).
    { intros i. rewrite Nat.odd_mul, Nat.odd_add, Nat.odd_mul, Nat.div2_double.
      replace (2 * i + 1)%nat with (S (2 * i)) by lia.
      rewrite Nat.div2_succ_double. auto. }
    set (sg := if Nat.odd j then -(1) else 1 : K). set (sl := if Nat.odd l then -(1) else 1 : K).
    rewrite (over_same _ _ (fun i => (1 + sg * sl) * (hadamard n i (Nat.div2 j) * hadamard n i (Nat.div2 l)))).
    + rewrite over_scale, IH by (apply Nat.div2_decr || idtac; rewrite Nat.div2_div; apply Nat.div_lt_upper_bound; lia).
      assert (Two : number (K := K) (2 * 2 ^ n) == $2 * number (2 ^ n)).
      { simpl. rewrite Nat.add_0_r, number_plus. ring. }
      rewrite Two. pose proof (Nat.div2_odd j) as Ej. pose proof (Nat.div2_odd l) as El. unfold sg, sl, unit_entry.
      destruct (Nat.odd j), (Nat.odd l); simpl Nat.b2n in *; destruct (Nat.eqb_spec (Nat.div2 j) (Nat.div2 l)),
        (Nat.eqb_spec j l); try lia; ring.
    + intros i _. destruct (Odd i) as (O1 & O2 & O3 & O4). cbn [hadamard]. rewrite O1, O2, O3, O4. simpl. unfold sg, sl.
      destruct (Nat.odd j), (Nat.odd l); ring.
Qed.

(** [I | h H], m rows and 2 m columns *)
Definition two_bases (m n : nat) (h : K) (i j : nat) : K :=
  if (j <? m)%nat then unit_entry i j else h * hadamard n i (j - m).

Section Matrix.
Variable k : nat.
Let n := (2 * k)%nat.
Let m := (2 ^ n)%nat.
(** 2^-k *)
Let h : K := / number (2 ^ k).
Let A := two_bases m n h.

Lemma h_positive : 0 < h.
Proof. apply inverse_positive, number_positive. pose proof (Nat.pow_nonzero 2 k). lia. Qed.

Lemma h_square : h * h * number m == 1.
Proof.
  assert (E : m = (2 ^ k * 2 ^ k)%nat) by (unfold m, n; rewrite <- Nat.pow_add_r; f_equal; lia).
  rewrite E, number_times. assert (I : h * number (2 ^ k) == 1).
  { apply (finv_left K). assert (0 < number (K := K) (2 ^ k)) by
      (apply number_positive; pose proof (Nat.pow_nonzero 2 k); lia). fra. }
  transitivity (h * number (2 ^ k) * (h * number (2 ^ k))); [ring | rewrite I; ring].
Qed.

(** Unit columns, two orthonormal bases, coherence h. *)
Theorem E3_columns j l : (j < 2 * m)%nat -> (l < 2 * m)%nat ->
  fabs (gram m A j l - unit_entry j l) <= if Bool.eqb (j <? m)%nat (l <? m)%nat then 0 else h.
Proof.
  intros Hj Hl. assert (Z : fabs (0 : K) == 0) by (pose proof (abs_spec (0 : K)); fra). unfold gram, A, two_bases.
  assert (Abs : forall i c, fabs (h * hadamard n i c) <= h).
  { intros i c. rewrite abs_mult. pose proof h_positive. pose proof (abs_spec h).
    assert (Y : fabs (hadamard n i c) == 1).
    { pose proof (abs_spec (hadamard n i c)). destruct (hadamard_sign n i c); fra. }
    rewrite Y. fra. }
  destruct (Nat.ltb_spec j m), (Nat.ltb_spec l m); simpl.
  - assert (E : over (below m) (fun i => unit_entry (K := K) i j * unit_entry i l) - unit_entry j l == 0).
    { rewrite (over_same _ _ (fun i => unit_entry (K := K) j i * unit_entry i l)).
      - rewrite over_pick by (apply below_distinct || apply in_below; assumption). ring.
      - intros i _. unfold unit_entry. rewrite (Nat.eqb_sym i j). reflexivity. }
    rewrite E, Z. apply le_refl.
  - assert (E : over (below m) (fun i => unit_entry (K := K) i j * (h * hadamard n i (l - m))) - unit_entry j l ==
      h * hadamard n j (l - m)).
    { rewrite (over_same _ _ (fun i => unit_entry (K := K) j i * (h * hadamard n i (l - m)))).
      - rewrite over_pick by (apply below_distinct || apply in_below; assumption). unfold unit_entry.
        destruct (Nat.eqb_spec j l); [lia | ring].
      - intros i _. unfold unit_entry. rewrite (Nat.eqb_sym i j). reflexivity. }
    rewrite E. apply Abs.
  - assert (E : over (below m) (fun i => h * hadamard n i (j - m) * unit_entry i l) - unit_entry j l ==
      h * hadamard n l (j - m)).
    { rewrite (over_same _ _ (fun i => unit_entry l i * (h * hadamard n i (j - m)))).
      - rewrite over_pick by (apply below_distinct || apply in_below; assumption). unfold unit_entry.
        destruct (Nat.eqb_spec j l); [lia | ring].
      - intros i _. unfold unit_entry. rewrite (Nat.eqb_sym i l). destruct (l =? i)%nat; ring. }
    rewrite E. apply Abs.
  - assert (E : over (below m) (fun i => h * hadamard n i (j - m) * (h * hadamard n i (l - m))) - unit_entry j l == 0).
    { rewrite (over_same _ _ (fun i => h * h * (hadamard n i (j - m) * hadamard n i (l - m)))) by (intros; ring).
      rewrite over_scale. pose proof (hadamard_columns n (j - m) (l - m)) as Hc. fold m in Hc. rewrite Hc by lia.
      transitivity (h * h * number m * unit_entry (j - m) (l - m) - unit_entry j l); [ring |].
      rewrite h_square. unfold unit_entry. destruct (Nat.eqb_spec (j - m) (l - m)), (Nat.eqb_spec j l); try lia; ring. }
    rewrite E, Z. apply le_refl.
Qed.

(** The rows: A A^T = 2. *)
Lemma E3_rows i i' : (i < m)%nat -> (i' < m)%nat ->
  over (below (2 * m)) (fun j => A i j * A i' j) == $2 * unit_entry i i'.
Proof.
  intros Hi Hi'. unfold below. replace (2 * m)%nat with (m + m)%nat by lia. rewrite seq_app, over_app. simpl.
  assert (E1 : over (seq 0 m) (fun j => A i j * A i' j) == unit_entry i i').
  { fold (below m). rewrite (over_same _ _ (fun j => unit_entry i j * unit_entry i' j)).
    - rewrite over_pick by (apply below_distinct || apply in_below; assumption). unfold unit_entry.
      rewrite Nat.eqb_sym. reflexivity.
    - intros j Hj. apply in_below in Hj. unfold A, two_bases. destruct (Nat.ltb_spec j m); [reflexivity | lia]. }
  assert (E2 : over (seq m m) (fun j => A i j * A i' j) == unit_entry i i').
  { replace (seq m m) with (seq (m + 0) m) by (f_equal; lia). rewrite over_shift. fold (below m).
    rewrite (over_same _ _ (fun j => h * h * (hadamard n j i * hadamard n j i'))).
    - rewrite over_scale. pose proof (hadamard_columns n i i') as Hc. fold m in Hc. rewrite Hc by assumption.
      transitivity (h * h * number m * unit_entry i i'); [ring | rewrite h_square; ring].
    - intros j _. unfold A, two_bases. destruct (Nat.ltb_spec (m + j) m); [lia |].
      replace (m + j - m)%nat with j by lia. rewrite (hadamard_symmetric n j i), (hadamard_symmetric n j i'). ring. }
  rewrite E1, E2. ring.
Qed.

(** A A^T u = 2 u *)
Lemma rows_twice u i : (i < m)%nat -> image (2 * m) A (fun j => over (below m) (fun i' => A i' j * u i')) i == $2 * u i.
Proof.
  intros Hi. unfold image. transitivity (over (below m) (fun i' => $2 * unit_entry i i' * u i')).
  - transitivity (over (below (2 * m)) (fun j => over (below m) (fun i' => A i j * A i' j * u i'))).
    + apply over_same. intros j _. rewrite <- over_scale. apply over_same. intros. ring.
    + rewrite over_swap. apply over_same. intros i' Hi'. apply in_below in Hi'. rewrite over_scale_right.
      rewrite (E3_rows i i' Hi Hi'). reflexivity.
  - transitivity ($2 * over (below m) (fun i' => unit_entry i i' * u i')).
    + rewrite <- over_scale. apply over_same. intros. ring.
    + rewrite over_pick by (apply below_distinct || apply in_below; assumption). reflexivity.
Qed.

(** |A| = sqrt 2 *)
Theorem E3_norm : (forall x, dot (below m) (image (2 * m) A x) (image (2 * m) A x) <= $2 * dot (below (2 * m)) x x) /\
  exists x, 0 < dot (below (2 * m)) x x /\
    dot (below m) (image (2 * m) A x) (image (2 * m) A x) == $2 * dot (below (2 * m)) x x.
Proof.
  (* |A^T u|^2 = 2 |u|^2 *)
  assert (Tr : forall u, let v := fun j => over (below m) (fun i => A i j * u i) in
    dot (below (2 * m)) v v == $2 * dot (below m) u u).
  { intros u v. unfold v at 2. rewrite <- (dot_transpose (below m) (below (2 * m)) A v u).
    unfold dot. rewrite <- over_scale. apply over_same. intros i Hi. apply in_below in Hi.
    pose proof (rows_twice u i Hi) as E. unfold image in E. fold v in E. unfold v. rewrite E. ring. }
  split.
  - intros x. set (u := image (2 * m) A x). pose proof (Tr u) as T. cbv zeta in T.
    set (v := fun j => over (below m) (fun i => A i j * u i)) in *.
    assert (E : dot (below m) u u == dot (below (2 * m)) x v) by (unfold u at 1, image; apply dot_transpose).
    pose proof (cauchy_schwarz (below (2 * m)) x v) as C. rewrite <- E, T in C. set (a := dot (below m) u u) in *.
    pose proof (dot_nonneg (below m) u) as P. fold a in P. destruct (lt_le_dec 0 a) as [L | L].
    + apply (mult_le_cancel _ _ a L). fra.
    + pose proof (dot_nonneg (below (2 * m)) x). fra.
  - pose (u := fun i : nat => if (i =? 0)%nat then 1 else 0 : K).
    exists (fun j => over (below m) (fun i => A i j * u i)).
    pose proof (Tr u) as T. cbv zeta in T.
    assert (M0 : (0 < m)%nat) by (unfold m; pose proof (Nat.pow_nonzero 2 n); lia).
    assert (U : dot (below m) u u == 1).
    { unfold dot. rewrite (over_same _ _ (fun i => unit_entry 0 i * u i)).
      - rewrite over_pick by (apply below_distinct || apply in_below; assumption). reflexivity.
      - intros i _. unfold u, unit_entry. rewrite Nat.eqb_sym. destruct (i =? 0)%nat; ring. }
    split; [rewrite T, U; fra |]. rewrite T, U.
    rewrite (dot_same _ _ (fun i => $2 * u i) _ (fun i => $2 * u i))
      by (intros i Hi; apply in_below in Hi; apply rows_twice, Hi).
    rewrite dot_scale, dot_comm, dot_scale, U. ring.
Qed.

(** The null space property: root = sqrt s, delta = s 2^-k, w = sqrt (1 - delta^2), v = sqrt (1 + delta). *)
Theorem E3_hadamard s root w v : (0 < s)%nat -> (41 * (s * s) < 16 * 4 ^ k)%nat -> 0 < root ->
  root * root == number s ->
  let delta := number s * h in
  0 < w -> w * w == 1 - delta * delta -> 0 < v -> v * v == 1 + delta ->
  (0 < rho_of delta w < 1 /\ 0 < gamma_of delta w v) /\
  null_space_property m (2 * m) A s root (rho_of delta w) (gamma_of delta w v).
Proof.
  intros s0 Small R Rs delta W Ws V Vs.
  assert (D0 : 0 < delta) by (unfold delta; apply mult_positive; [apply number_positive, s0 | exact h_positive]).
  assert (Ds : $41 * (delta * delta) < $16).
  { assert (M4 : m = (4 ^ k)%nat) by (unfold m, n; rewrite Nat.pow_mul_r; reflexivity).
    rewrite <- M4 in Small. apply (number_lt (K := K)) in Small. rewrite !number_times in Small.
    assert (N41 : number (K := K) 41 == $41) by (unfold number, of_Q; simpl; reflexivity).
    assert (N16 : number (K := K) 16 == $16) by (unfold number, of_Q; simpl; reflexivity).
    rewrite N41, N16 in Small.
    assert (X : 0 < h * h * ($16 * number m - $41 * (number s * number s))).
    { apply mult_positive; [apply mult_positive; exact h_positive | fra]. }
    assert (Y : h * h * ($16 * number m - $41 * (number s * number s)) ==
      $16 * (h * h * number m) - $41 * (delta * delta)) by (unfold delta; ring).
    rewrite Y, h_square in X. fra. }
  split; [apply constants_range; assumption |].
  apply E3_isometry; try assumption.
  apply (E3_two_bases m (2 * m) A (fun j => (j <? m)%nat) h s); [apply lt_le, h_positive | apply E3_columns].
Qed.
End Matrix.
End Hadamard.
