(** * C1 over fields with fewer assumptions: where only the length of a solution matters

    As in StrongerDigits.v, over every Archimedean ordered field: K-2 digits need no reading whatever further entries
    and the inputs are, and the midpoint of the strong segment is right about all strong inputs.  Weak entries need not
    be admitted: then 0 solves all weak inputs, or the same corners as otherwise. *)

From Coq Require Import QArith Lia PeanoNat.
From Barriers Require Import OrderedFields Archimedean Algorithms Computation GeneralFields.
From Barriers Require Import Sums Optimisation Distances Entries Digits OptimisationFields SharpnessFields.
From Mutants Require Import LargestEntry.
Open Scope field_scope.

Section Near.
Context {K : archimedean_field}.
Add Field K_near : (K_field K) (morphism (of_Q_morph K), constants [f_cst], setoid (K_setoid K) (K_ext K)).

(** A point of the diagonal, and a solution with one entry. *)
Lemma within_unit N (a : K) (S : (nat -> K) -> Prop) (u : K) k v : (k < Datatypes.S (Datatypes.S N))%nat -> 0 <= a ->
  0 <= u -> S (unit k v) -> (u + fabs v) * (u + fabs v) + u * u <= a * a ->
  within_of (euclidean_over (Datatypes.S (Datatypes.S N))) a S (pair u u).
Proof.
  intros Hk A U Hs L e He. exists (unit k v). split; [exact Hs |]. split; [fra |].
  set (x := pair u u).
  assert (E : power_sum 2 (Datatypes.S (Datatypes.S N)) x (unit k v) == u * u + u * u + (v * v - $2 * v * x k)).
  { transitivity (sum (Datatypes.S (Datatypes.S N)) (fun j => x j * x j) + sum (Datatypes.S (Datatypes.S N)) (fun j =>
        (v * v - $2 * v * x j) * (if (k =? j)%nat then 1 else 0))).
    - rewrite <- sum_plus. apply sum_same. intros j _. rewrite power_two. unfold unit. destruct (k =? j)%nat; ring.
    - rewrite (sum_pick _ k (fun j => v * v - $2 * v * x j) Hk).
      assert (P : sum (Datatypes.S (Datatypes.S N)) (fun j => x j * x j) == u * u + u * u);
        [| rewrite P; reflexivity].
      rewrite !sum_first, sum_zero; [cbn; ring |]. intros j _. cbn. ring. }
  rewrite E. simpl fpower.
  assert (X : x k == u \/ x k == 0) by (destruct k as [| [| k]]; [left | left | right]; reflexivity).
  assert (0 <= a * e) by (apply mult_le_0_compat; fra). assert (0 <= e * e) by (apply mult_le_0_compat; fra).
  assert (D : u * u + u * u + (v * v - $2 * v * x k) <= a * a); [| fra].
  pose proof (abs_nonneg v). assert (0 <= u * fabs v) by (apply mult_le_0_compat; fra).
  destruct (abs_spec v) as [[V F] | [V F]]; rewrite F in *; destruct X as [-> | ->]; fra.
Qed.

Section Diagonal.
Variables (p : program_over K) (m N : nat) (b g : nat -> K).

(** Some entry of the first row is at least [a]. *)
Lemma diagonal_within alpha beta j (a u rho : K) : (j < S (S N))%nat -> admitted p a ->
  a <= fabs (family_matrix alpha beta b g (S m) O j) -> 0 <= u -> 0 <= rho ->
  (u + coefficient p a) * (u + coefficient p a) + u * u <= rho * rho ->
  within_of (euclidean_over (S (S N))) rho (minimiser p (S m) (S (S N)) (family_matrix alpha beta b g (S m)) e1)
    (pair u u).
Proof.
  intros Hj Ad La U R L.
  destruct (short_minimiser p alpha beta b g m N j a Hj Ad La) as (k & v & Hk & Min & V).
  apply (within_unit N rho _ u k v Hk R U Min). pose proof (abs_nonneg v). set (w := fabs v) in *.
  set (c := coefficient p a) in *. clearbody w c. assert (0 <= (c - w) * (c + w + $2 * u)) by (apply mult_le_0_compat;
    fra). fra.
Qed.

Lemma top_entry top iota : exists j, (j < 2)%nat /\
  inverse_matrix m b g (first_entry top iota) (second_entry top iota) O j == top.
Proof. destruct iota as [| [|] n]; [exists O | exists O | exists 1%nat]; split; try lia; reflexivity. Qed.

Lemma inverse_within top iota u rho : admitted p top -> 0 <= u -> 0 <= rho ->
  (u + coefficient p top) * (u + coefficient p top) + u * u <= rho * rho ->
  within_of (euclidean_over (S (S N))) rho (inverse_solutions p m N b g top iota) (pair u u).
Proof.
  intros Ad U R L. destruct (top_entry top iota) as (j & Hj & E). pose proof (admitted_positive p top Ad).
  apply (diagonal_within (first_entry top iota) (second_entry top iota) j top u rho); try assumption; [lia |].
  unfold inverse_matrix in E. rewrite E, abs_pos by fra. apply le_refl.
Qed.

(** Where c(top) and u are at most [c], and 3 c^2 is small. *)
Lemma middle_within top iota c rho : admitted p top -> 0 <= rho -> coefficient p top <= c ->
  $(5 # 2) * (c * c) <= rho * rho ->
  within_of (euclidean_over (S (S N))) rho (inverse_solutions p m N b g top iota) (pair ($(1 # 2) * c) ($(1 # 2) * c)).
Proof.
  intros Ad R L C. pose proof (coefficient_nonneg p top Ad). set (d := coefficient p top) in *.
  apply inverse_within; [exact Ad | fra | exact R |]. fold d. clearbody d.
  assert (0 <= (c - d) * (c + d + c)) by (apply mult_le_0_compat; fra). fra.
Qed.
Lemma solution_exists top iota : admitted p top -> exists x, inverse_solutions p m N b g top iota x.
Proof.
  intros Ad. destruct (top_entry top iota) as (j & Hj & E). pose proof (admitted_positive p top Ad).
  destruct (short_minimiser p (first_entry top iota) (second_entry top iota) b g m N j top) as (k & v & _ & Min & _);
    [lia | exact Ad | | exists (unit k v); exact Min].
  unfold inverse_matrix in E. rewrite E, abs_pos by fra. apply le_refl.
Qed.
End Diagonal.

(** The midpoint of the strong segment has one digit more to spare. *)
Lemma strong_middle p k m N b g (strong : K) iota : admitted p strong ->
  coefficient p strong * coefficient p strong < $4 * (tenth (S (S k)) * tenth (S (S k))) ->
  within_of (euclidean_over (S (S N))) (tenth (S k)) (inverse_solutions p m N b g strong iota)
    (pair ($(1 # 2) * coefficient p strong) ($(1 # 2) * coefficient p strong)).
Proof.
  intros Ad W. assert (T : @tenth K (S (S k)) == $(1 # 10) * tenth (S k)) by reflexivity. rewrite T in W.
  pose proof (@tenth_positive K (S k)). pose proof (Sums.square_nonneg (@tenth K (S k))).
  apply (middle_within p m N b g strong iota); [exact Ad | fra | apply le_refl | fra].
Qed.

(** ** Weak entries that are not admitted *)

Lemma weak_row m (b g : nat -> K) (weak : K) i n j : (forall j, 0 <= g j <= weak) -> quarter n <= weak ->
  fabs (inverse_matrix m b g (first_entry weak (Member i n)) (second_entry weak (Member i n)) O j) <= weak.
Proof.
  intros G F. pose proof (@quarter_positive K n). pose proof (G O).
  apply abs_le_condition. destruct i, j as [| [| j]]; unfold inverse_matrix; 
    cbn [family_matrix first_entry second_entry];
    try fra; (destruct (_ <=? _)%nat; [fra |]); pose proof (G (S (S j))); fra.
Qed.

(** The square is completed: no lambda > 0 is too large for it. *)
Lemma quadratic_least (lambda weak q c t size sq v : K) : 0 < weak -> 0 < q -> weak * q == 1 -> 0 < lambda ->
  weak * c == 1 - $(1 # 2) * lambda * q -> t <= weak * size -> (t - 1) * (t - 1) <= sq -> lambda * size + sq <= v ->
  lambda * c + (weak * c - 1) * (weak * c - 1) <= v.
Proof.
  intros W I Ki L0 E L B O. set (t0 := weak * c) in *.
  assert (Ec : c == q * t0) by (transitivity (weak * q * c); [rewrite Ki | unfold t0]; ring).
  assert (Sz : q * t <= size).
  { assert (H : 0 <= q * (weak * size - t)) by (apply mult_le_0_compat; fra).
    assert (F : q * (weak * size - t) == 1 * size - q * t) by (rewrite <- Ki; ring). fra. }
  assert (H : 0 <= lambda * (size - q * t)) by (apply mult_le_0_compat; fra).
  pose proof (Sums.square_nonneg (t - t0)) as Z. clearbody t0. rewrite Ec.
  assert (V : lambda * (q * t0) + (t0 - 1) * (t0 - 1) + (t - t0) * (t - t0) == lambda * (q * t) + (t - 1) * (t - 1)).
  { assert (Lq : lambda * q == $2 - $2 * t0) by fra.
    transitivity (lambda * q * t0 + (t0 - 1) * (t0 - 1) + (t - t0) * (t - t0)); [ring |]. rewrite Lq.
    transitivity (lambda * q * t + (t - 1) * (t - 1)); [rewrite Lq; ring | ring]. }
  fra.
Qed.
(** Where it would have its minimum at t <= 0, the minimiser is 0. *)
Lemma quadratic_zero m N (A : nat -> nat -> K) (T lambda : K) x : (forall j, (j < N)%nat -> fabs (A O j) <= T) ->
  0 <= T -> $2 * T <= lambda -> (forall j, (j < N)%nat -> x j == 0) -> minimiser (P2 lambda) (S m) N A e1 x.
Proof.
  intros row P L X. assert (E : l1 N x == 0).
  { apply sum_zero. intros j Hj. rewrite (X j Hj). apply abs_pos. fra. }
  assert (F : square (S m) (residual N A e1 x) == 1).
  { assert (R : forall i, times N A x i == 0) by (intros i; apply sum_zero; intros j Hj; rewrite (X j Hj); ring).
    unfold square. rewrite sum_first, sum_zero.
    - unfold residual. rewrite R. simpl e1. ring.
    - intros i _. unfold residual. rewrite R. simpl e1. ring. }
  split; [exists 1; unfold objective, at_most; rewrite E, F; fra |]. intros x' v V. unfold objective, at_most in *.
  rewrite E, F.
  pose proof (square_bound m N A x') as B. pose proof (row_bound N A T x' row) as R. pose proof (l1_nonneg N x') as Z.
  fold (l1 N x') in *. set (t := times N A x' O) in *. set (size := l1 N x') in *.
  pose proof (Sums.square_nonneg t). assert (0 <= (lambda - $2 * T) * size) by (apply mult_le_0_compat; fra). fra.
Qed.

Lemma minimiser_same (p : program_over K) m N A y x z : (forall j, (j < N)%nat -> z j == x j) ->
  minimiser p m N A y x -> minimiser p m N A y z.
Proof.
  intros E. assert (O : forall v, objective p m N A y x v -> objective p m N A y z v).
  { intros v. assert (T : forall i, times N A z i == times N A x i)
      by (intros i; apply sum_same; intros j Hj; rewrite (E j Hj); reflexivity).
    apply at_most_same; [| | apply le_refl]; apply sum_same.
    - intros j Hj. rewrite (E j Hj). reflexivity.
    - intros i _. unfold residual. rewrite T. reflexivity. }
  intros [[v V] Min]. split; [exists v; apply O, V |]. intros x' w W. apply O, (Min x' w W).
Qed.

Section WeakNotAdmitted.
Variables (p : program_over K) (m N : nat) (b g : nat -> K) (weak : K) (first : nat).
Hypothesis parameters : match p with P1 eta => 0 <= eta /\ eta < 1 | P2 lambda | P3 lambda => 0 < lambda end.
Hypothesis further : forall j, 0 <= g j <= weak.
Hypothesis positive : 0 < weak.
Hypothesis small : quarter first <= weak.
Let c := coefficient p weak.

Lemma corner_or_zero :
  (0 <= c /\ forall i n, (first <= n)%nat ->
    inverse_solutions p m N b g weak (Member i n) (match i with One => pair c 0 | Two => pair 0 c end)) \/
  (forall i n, (first <= n)%nat -> inverse_solutions p m N b g weak (Member i n) (pair 0 0)).
Proof.
  assert (Row : forall i n, (first <= n)%nat -> forall j, (j < S (S N))%nat ->
    fabs (inverse_matrix m b g (first_entry weak (Member i n)) (second_entry weak (Member i n)) O j) <= weak).
  { intros i n H j _. apply weak_row; [exact further |]. pose proof (lowered_nonneg weak first n small H). fra. }
  assert (Corner : 0 <= c -> (forall t size sq v : K, t <= weak * size -> (t - 1) * (t - 1) <= sq ->
    at_most p size sq v -> best p weak <= v) ->
    at_most p c ((weak * c - 1) * (weak * c - 1)) (best p weak) ->
    forall i n, (first <= n)%nat ->
    inverse_solutions p m N b g weak (Member i n) (match i with One => pair c 0 | Two => pair 0 c end)).
  { intros C Least There i n H. pose (j := match i with One => O | Two => 1%nat end).
    assert (Hj : (j < S (S N))%nat) by (destruct i; unfold j; lia).
    assert (E : inverse_matrix m b g (first_entry weak (Member i n)) (second_entry weak (Member i n)) O j == weak)
      by (destruct i; reflexivity).
    assert (Min : inverse_solutions p m N b g weak (Member i n) (unit j (1 * c))).
    { apply (corner_minimises m (S (S N)) _ weak 1 j p (Row i n H) Hj); try assumption; [ring | rewrite E; ring |].
      intros l Hl. apply column_below; [exact Hl |]. unfold inverse_matrix in E. intros Z. rewrite Z in E. fra. }
    apply (minimiser_same p (S m) (S (S N)) _ e1 (unit j (1 * c))); [| exact Min].
    intros l _. unfold unit. destruct i, l as [| [| l]]; cbn; ring. }
  assert (Origin : forall j, (j < S (S N))%nat -> @pair K 0 0 j == 0) by (intros [| [| j]] _; reflexivity).
  pose proof (inv_positive weak positive) as Ip. assert (Ki : weak * / weak == 1) by (apply mult_inv_r; fra).
  pose proof (coefficient_times p weak positive) as E. fold c in E.
  destruct p as [eta | lambda | lambda].
  - left. assert (Ad : admitted (P1 eta) weak) by (destruct parameters as (E0 & E1); repeat split; assumption).
    pose proof (LargestEntry.coefficient_nonneg _ _ Ad). split; [assumption |].
    apply Corner; [assumption | exact (least_admitted _ _ Ad) | exact (scalar_best _ _ Ad)].
  - destruct (lt_le_dec lambda ($2 * weak)) as [L | L].
    + left. assert (0 <= c).
      { apply (mult_le_cancel _ _ weak positive). rewrite E.
        assert (lambda * / weak <= $2 * weak * / weak) by fnra. fra. }
      split; [assumption |]. apply Corner; [assumption | | apply le_refl]. intros t size sq v L' B O.
      exact (quadratic_least lambda weak (/ weak) c t size sq v positive Ip Ki parameters E L' B O).
    + right. intros i n H. apply (quadratic_zero m (S (S N)) _ weak lambda); [exact (Row i n H) | fra | exact L |].
      exact Origin.
  - destruct (lt_le_dec lambda weak) as [L | L].
    + left. assert (Ad : admitted (P3 lambda) weak) by (split; assumption).
      pose proof (LargestEntry.coefficient_nonneg _ _ Ad). split; [assumption |].
      apply Corner; [assumption | exact (least_admitted _ _ Ad) | exact (scalar_best _ _ Ad)].
    + right. intros i n H. apply (zero_minimises m (S (S N)) _ weak lambda); [exact (Row i n H) | fra | exact Origin].
Qed.
End WeakNotAdmitted.

(** ** K-2 digits *)

Section NoReading.
Variables (p : program_over K) (k m N : nat) (b g : nat -> K) (strong weak : K).
Let cw := coefficient p weak.
Hypothesis bound : cw * cw < $4 * (tenth (S k) * tenth (S k)).
Hypothesis strong_admitted : admitted p strong.
Hypothesis less : coefficient p strong <= cw.

Lemma bound_here : $(5 # 2) * (cw * cw) <= tenth k * tenth k.
Proof.
  assert (T : @tenth K (S k) == $(1 # 10) * tenth k) by reflexivity. rewrite T in bound.
  pose proof (Sums.square_nonneg (@tenth K k)). fra.
Qed.
Lemma no_reading_any iota : admitted p weak ->
  digits_right p m N b g strong weak (tenth k) iota (pair ($(1 # 2) * cw) ($(1 # 2) * cw)).
Proof.
  intros Ad. pose proof bound_here. pose proof (lt_le _ _ (@tenth_positive K k)).
  destruct iota as [iota | i n].
  - apply (middle_within p m N b g strong iota cw); assumption.
  - apply (middle_within p m N b g weak (Member i n) cw); try assumption. apply le_refl.
Qed.
Lemma no_reading_weak first_strong first_weak iota : 0 < cw -> (forall j, 0 <= g j <= weak) -> 0 < weak ->
  quarter first_weak <= weak -> in_omega first_strong first_weak iota ->
  digits_right p m N b g strong weak (tenth k) iota (pair ($(1 # 2) * cw) ($(1 # 2) * cw)).
Proof.
  intros C G P F H. pose proof bound_here. pose proof (lt_le _ _ (@tenth_positive K k)).
  destruct iota as [iota | i n]; [apply (middle_within p m N b g strong iota cw); assumption |].
  pose proof (Sums.square_nonneg cw).
  destruct (corner_or_zero p m N b g weak first_weak) as [[_ S] | S]; try assumption.
  - clear - strong_admitted. destruct p; simpl in *; fra.
  - specialize (S i n H). destruct i; (eapply within_plane; [assumption | exact S |]; fold cw; fra).
  - eapply within_plane; [assumption | exact (S i n H) |]. fra.
Qed.
End NoReading.

(** ** K-1 digits *)

Section Fewer.
Variables (p : program_over K) (m N : nat) (b g : nat -> K) (strong weak rho : K) (f1 f2 : nat).
Let cs := coefficient p strong.
Let cw := coefficient p weak.
Definition serves (t : Q) (l : nat) : Prop :=
  forall information, (forall iota, in_omega f1 f2 iota ->
    answers_about (digits_evaluation m N b g strong weak iota) (information iota)) ->
  forall iota, in_omega f1 f2 iota -> exists n,
    attains (information iota) (digits_right p m N b g strong weak rho iota) n (fewer_digits_over p strong weak t l)
      1%Q.
Hypothesis strong_right : forall iota, digits_right p m N b g strong weak rho (Strong iota) (middle cs).

Lemma larger_entry iota : exists j, (j < 2)%nat /\ digits_evaluation m N b g strong weak iota j ==
  match iota with Strong _ => strong | Weak _ _ => weak end.
Proof.
  destruct iota as [[| [|] n] | [|] n]; [exists O | exists O | exists 1%nat | exists O | exists 1%nat];
    (split; [lia |]); unfold digits_evaluation, inverse_evaluation;
    rewrite ?(evaluation_zero m N _ _ _ (family_depends b g (S m))),
      ?(evaluation_one m N _ _ _ (family_depends b g (S m)));
    reflexivity.
Qed.
(** If a reading of one of the entries is above t, the midpoint is said. *)
Lemma says_middle t l o iota j : (j < 2)%nat -> (t < o j l)%Q ->
  digits_right p m N b g strong weak rho iota (middle cs) ->
  attains o (digits_right p m N b g strong weak rho iota) l (fewer_digits_over p strong weak t l) 1%Q.
Proof.
  intros Hj L R. constructor 4; [lia |]. constructor 4; [lia |]. cbv beta.
  destruct (Qlt_le_dec t (o O l)) as [| L0]; [constructor 2; [exact R | discriminate] |].
  destruct (Qlt_le_dec t (o 1%nat l)) as [| L1]; [constructor 2; [exact R | discriminate] |].
  exfalso. destruct j as [| [| j]]; [| | lia]; apply Qle_not_lt in L0; apply Qle_not_lt in L1; contradiction.
Qed.
(** Where the midpoint is right about all inputs, it is always said. *)
Lemma always_middle : (forall i n, (f2 <= n)%nat -> digits_right p m N b g strong weak rho (Weak i n) (middle cs)) ->
  exists t, serves t O.
Proof.
  intros W. pose (least := if lt_le_dec weak strong then weak else strong).
  assert (Le : least <= weak /\ least <= strong) by (unfold least; destruct (lt_le_dec weak strong); fra).
  pose proof (rounded_error least 0) as E. set (t := rounded least 0) in *. exists (t - 3)%Q.
  intros information A iota Hi. specialize (A iota Hi). exists O.
  destruct (larger_entry iota) as (j & Hj & T). apply (says_middle _ O _ iota j Hj).
  - destruct (A j O) as [_ B]. apply abs_le_condition in B. apply abs_le_condition in E. rewrite T in B.
    destruct (Qlt_le_dec (t - 3) (information iota j O)) as [| L]; [assumption | exfalso].
    apply (of_Q_le K) in L. rewrite of_Q_minus in L.
    assert (P : @of_Q K (power (1 # 2) 0) == $1) by reflexivity. assert (P' : @of_Q K (power (1 # 2) 1) == $(1 # 2)) by
      reflexivity. rewrite P in B. rewrite P' in E. destruct iota; fra.
  - destruct iota as [iota | i n]; [apply strong_right | apply W, Hi].
Qed.
(** Where the corners are right about the weak inputs, they are read for. *)
Lemma reads_for_corners : weak < strong -> (forall i n, (f2 <= n)%nat ->
    digits_right p m N b g strong weak rho (Weak i n) (match i with One => pair cw 0 | Two => pair 0 cw end)) ->
  exists t l, serves t l.
Proof.
  intros L W. destruct (half_vanishes ($(1 # 8) * (strong - weak))) as [l Hl]; [fra |].
  exists (rounded ($(1 # 2) * (strong + weak)) l), l. pose proof (rounded_error ($(1 # 2) * (strong + weak)) l) as E.
  change (power (1 # 2) (S l)) with ((1 # 2) * power (1 # 2) l)%Q in E. rewrite of_Q_times in E.
  apply abs_le_condition in E. set (t := rounded ($(1 # 2) * (strong + weak)) l) in *.
  intros information A iota Hi. specialize (A iota Hi). set (o := information iota) in *.
  destruct iota as [iota | i n].
  - destruct (larger_entry (Strong iota)) as (j & Hj & T). exists l. apply (says_middle _ l _ _ j Hj);
    [| apply strong_right].
    destruct (A j l) as [_ B]. apply abs_le_condition in B. rewrite T in B.
    destruct (Qlt_le_dec t (o j l)) as [| C]; [assumption | exfalso]. apply (of_Q_le K) in C. fra.
  - pose proof (@Entries.quarter_positive K n) as P.
    destruct (A O l) as [_ A0]. destruct (A 1%nat l) as [_ A1].
    apply abs_le_condition in A0. apply abs_le_condition in A1.
    unfold digits_evaluation, inverse_evaluation in A0, A1;
      rewrite (evaluation_zero m N _ _ _ (family_depends b g (S m))) in A0;
      rewrite (evaluation_one m N _ _ _ (family_depends b g (S m))) in A1.
    destruct (fields_reader_right (digits_evaluation m N b g strong weak (Weak i n)) o
      (digits_right p m N b g strong weak rho (Weak i n)) O 1 (pair cw 0) (pair 0 cw) A) as [n' R].
    { destruct i; [left | right]; (split; [(apply one_larger || apply two_larger); apply family_depends |]);
        [apply (W One n Hi) | apply (W Two n Hi)]. }
    exists (Nat.max l n'). constructor 4; [lia |]. constructor 4; [lia |]. cbv beta.
    destruct (Qlt_le_dec _ (o O l)) as [Q0 |];
      [exfalso; apply (of_Q_lt K) in Q0; destruct i; cbn [first_entry] in A0; fra |].
    destruct (Qlt_le_dec _ (o 1%nat l)) as [Q1 |];
      [exfalso; apply (of_Q_lt K) in Q1; destruct i; cbn [second_entry] in A1; fra |].
    revert R. apply attains_weaken; [auto | lia].
Qed.
(** The weak entry may be as large as the strong one, or larger; it need not be admitted. *)
Theorem fewer_weak : admitted p strong -> 0 <= rho -> cs * cs <= $(4 # 10) * (rho * rho) ->
  0 < weak -> (forall j, 0 <= g j <= weak) -> quarter f2 <= weak ->
  exists t l, serves t l.
Proof.
  intros Ad R C P G F. pose proof (LargestEntry.coefficient_nonneg p strong Ad) as C0. fold cs in C0.
  destruct (lt_le_dec weak strong) as [L | L].
  - destruct (corner_or_zero p m N b g weak f2) as [[C1 S] | S]; try assumption.
    + clear - Ad. destruct p; simpl in *; fra.
    + apply reads_for_corners; [exact L |]. intros i n H. specialize (S i n H). fold cw in S.
      destruct i; (eapply within_plane; [exact R | exact S |]); pose proof (mult_le_0_compat rho rho R R); fra.
    + destruct always_middle as [t T]; [| exists t, O; exact T]. intros i n H. specialize (S i n H).
      eapply within_plane; [exact R | exact S |]. fold cs. pose proof (mult_le_0_compat rho rho R R). fra.
  - destruct always_middle as [t T]; [| exists t, O; exact T]. intros i n H.
    assert (Adw : admitted p weak) by (apply (LargestEntry.admitted_above p strong weak Ad L)).
    apply (middle_within p m N b g weak (Member i n) cs rho Adw R); [| fra].
    apply (LargestEntry.coefficient_decreases p strong weak Ad L).
Qed.
End Fewer.
End Near.
