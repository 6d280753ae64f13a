(** * C1 with fewer assumptions: where only the length of a solution matters, and at any level of the information

    K-2 digits need no reading whatever the further entries and the inputs are; the algorithm for K-1 digits needs
    nothing of the strong inputs; the bound on levels holds for members as late as the levels that are read. *)

From Coq Require Import QArith Qabs List Lqa Lia PeanoNat.
From Barriers Require Import OrderedFields Archimedean Algorithms Computation Sharpness.
From Barriers Require Import Sums Optimisation Distances Entries Digits.
From Mutants Require Import LargestEntry.
From Mutants Require RefuteComputationForks RefuteSharpness.
Open Scope Q_scope.

(** ** Points of the diagonal *)

Lemma accurate_unit N (a : Q) (S : vector -> Prop) (u : Q) k v : (k < Datatypes.S (Datatypes.S N))%nat -> 0 <= a ->
  0 <= u ->
  S (unit (K := Q_field) k v) -> (u + Qabs v) * (u + Qabs v) + u * u <= a * a ->
  accurate (euclidean (Datatypes.S (Datatypes.S N))) a S (pair (K := Q_field) u u).
Proof.
  intros Hk A U Hs L. apply (accurate_lp 2 _ two_positive a S _ _ A Hs).
  set (x := pair (K := Q_field) u u).
  assert (E : power_sum (K := Q_field) 2 (Datatypes.S (Datatypes.S N)) x (unit k v) == u * u + u * u +
    (v * v - 2 * v * x k)).
  { transitivity (sum (K := Q_field) (Datatypes.S (Datatypes.S N)) (fun j => x j * x j) +
      sum (K := Q_field) (Datatypes.S (Datatypes.S N)) (fun j =>
        (v * v - 2 * v * x j) * (if (k =? j)%nat then 1 else 0))).
    - change (power_sum (K := Q_field) 2 (Datatypes.S (Datatypes.S N)) x (unit k v) ==
        fadd (sum (K := Q_field) (Datatypes.S (Datatypes.S N)) (fun j => x j * x j))
          (sum (K := Q_field) (Datatypes.S (Datatypes.S N)) (fun j =>
            (v * v - 2 * v * x j) * (if (k =? j)%nat then 1 else 0)))).
      rewrite <- (sum_plus (K := Q_field)). apply (sum_same (K := Q_field)). intros j _.
      rewrite (power_two (K := Q_field)). unfold unit. in_Q. destruct (k =? j)%nat; cbv beta; in_Q; ring.
    - rewrite (sum_pick (K := Q_field) _ k (fun j => v * v - 2 * v * x j) Hk). in_Q. apply Qplus_comp; [| reflexivity].
      rewrite !(sum_first (K := Q_field)), (sum_zero (K := Q_field)); in_Q; [cbn; ring |]. intros j _. reflexivity. }
  in_Q. rewrite E. cbn [power].
  assert (X : x k == u \/ x k == 0) by (destruct k as [| [| k]]; [left | left | right]; reflexivity).
  pose proof (Qle_Qabs v). pose proof (Qle_Qabs (- v)). rewrite Qabs_opp in *.
  assert (V : v * v == Qabs v * Qabs v).
  { destruct (Qlt_le_dec v 0); [rewrite (Qabs_neg v) by lra | rewrite (Qabs_pos v) by lra]; ring. }
  assert (0 <= u * (Qabs v + v)) by (apply Qmult_le_0_compat; lra).
  assert (0 <= u * Qabs v) by (apply Qmult_le_0_compat; lra).
  destruct X as [-> | ->]; rewrite ?V in *; nra.
Qed.

Section Diagonal.
Variables (p : program) (m N : nat) (b g : nat -> Q).

(** Some entry of the first row is at least [a]. *)
Lemma diagonal_near alpha beta j a u rho : (j < S (S N))%nat -> admitted p a ->
  a <= Qabs (family_matrix (K := Q_field) alpha beta b g (S m) O j) -> 0 <= u -> 0 <= rho ->
  (u + coefficient p a) * (u + coefficient p a) + u * u <= rho * rho ->
  accurate (euclidean (S (S N))) rho (minimiser p (S m) (S (S N)) (family_matrix alpha beta b g (S m)) e1)
    (pair (K := Q_field) u u).
Proof.
  intros Hj Ad La U R L.
  destruct (short_minimiser (K := Q_field) p alpha beta b g m N j a Hj Ad) as (k & v & Hk & Min & V).
  { in_Q. rewrite abs_rational. exact La. }
  in_Q. rewrite abs_rational in V.
  apply (accurate_unit N rho _ u k v Hk R U Min). pose proof (Qabs_nonneg v). set (w := Qabs v) in *.
  set (c := coefficient p a) in *. clearbody w c. assert (0 <= (c - w) * (c + w + 2 * u)) by (apply Qmult_le_0_compat;
    lra). lra.
Qed.

Lemma top_entry top iota : exists j, (j < 2)%nat /\
  inverse_matrix (K := Q_field) m b g (first_entry top iota) (second_entry top iota) O j == top.
Proof. destruct iota as [| [|] n]; [exists O | exists O | exists 1%nat]; split; try lia; reflexivity. Qed.

Lemma inverse_near top iota u rho : admitted p top -> 0 <= u -> 0 <= rho ->
  (u + coefficient p top) * (u + coefficient p top) + u * u <= rho * rho ->
  accurate (euclidean (S (S N))) rho (inverse_solutions p m N b g top iota) (pair (K := Q_field) u u).
Proof.
  intros Ad U R L. destruct (top_entry top iota) as (j & Hj & E).
  apply (diagonal_near (first_entry top iota) (second_entry top iota) j top u rho); try assumption; [lia |].
  unfold inverse_matrix in E. in_Q. rewrite E. apply Qle_Qabs.
Qed.
End Diagonal.

(** ** K-2 digits *)

Section NoReading.
Variables (p : program) (k m N : nat) (b g : nat -> Q) (strong weak : Q).
Let cs := coefficient p strong.
Let cw := coefficient p weak.
Hypothesis window : in_window (tenth (S k)) cw.

Lemma no_reading_bounds : 0 < cw /\ cw * cw <= (4 # 100) * (@tenth Q_field k * @tenth Q_field k) /\
  0 < @tenth Q_field k.
Proof.
  destruct (window_rational _ _ window) as (C0 & _ & C2). rewrite tenth_S in C2. pose proof (tenth_above_0 k).
  split; [exact C0 |]. split; [in_Q; lra | assumption].
Qed.

Lemma no_reading_near top iota : admitted p top -> coefficient p top <= cw ->
  accurate (euclidean (S (S N))) (tenth k) (inverse_solutions p m N b g top iota) (midpoint cw).
Proof.
  intros Ad L. destruct no_reading_bounds as (C0 & C2 & T). pose proof (coefficient_nonneg (K := Q_field) p top Ad)
    as C.
  apply inverse_near; [exact Ad | lra | lra |]. in_Q. set (c := coefficient p top) in *. clearbody c.
  assert (0 <= (cw - c) * (cw + c + cw)) by (apply Qmult_le_0_compat; lra).
  assert (0 <= @tenth Q_field k * @tenth Q_field k) by (apply Qmult_le_0_compat; lra). lra.
Qed.

Lemma no_reading_any iota o : admitted p strong -> admitted p weak -> cs <= cw ->
  attains o (correct p m N b g strong weak (tenth k) iota) O (Output (midpoint cw)) 1.
Proof.
  intros As Aw L. constructor 2; [| lra].
  destruct iota as [iota | i n]; [exact (no_reading_near strong iota As L)
    | exact (no_reading_near weak (Member i n) Aw (Qle_refl _))].
Qed.
End NoReading.

(** The windows alone say which of the two entries is the larger one. *)
Lemma window_order (k : nat) (cs cw : Q) : in_window (tenth (S (S k))) cs -> in_window (tenth (S k)) cw -> cs <= cw.
Proof.
  intros S W. destruct (window_rational _ _ S) as (S0 & _ & S2). destruct (window_rational _ _ W) as (W0 & W1 & _).
  rewrite tenth_S in S2. pose proof (tenth_above_0 (Datatypes.S k)).
  set (r := @tenth Q_field (Datatypes.S k)) in *. clearbody r. apply Qnot_lt_le. intros L. nra.
Qed.

(** The weak entries need not be admitted: for P2 its coefficient is that of a minimiser as long as it is positive, and
    for P3 the minimiser is c e_i or 0. *)
Lemma weak_row m (b g : nat -> Q) (weak : Q) i n j : (forall j, 0 <= g j < weak) -> power (1 # 4) n <= weak ->
  fabs (K := Q_field) (inverse_matrix (K := Q_field) m b g (first_entry weak (Member i n))
    (second_entry weak (Member i n)) O j) <= weak.
Proof.
  intros G F. assert (P : 0 < power (1 # 4) n) by (apply power_positive; lra). pose proof (G O).
  apply (abs_le_condition (K := Q_field)). destruct i, j as [| [| j]]; unfold inverse_matrix;
    cbn [family_matrix first_entry second_entry];
    in_rationals; try lra; (destruct (_ <=? _)%nat; [lra |]); pose proof (G (S (S j))); lra.
Qed.

(** The square is completed: no lambda > 0 is too large for it. *)
Lemma quadratic_least (lambda weak q c t size sq v : Q) : 0 < weak -> 0 < q -> weak * q == 1 -> 0 < lambda ->
  weak * c == 1 - (1 # 2) * lambda * q -> t <= weak * size -> (t - 1) * (t - 1) <= sq -> lambda * size + sq <= v ->
  lambda * c + (weak * c - 1) * (weak * c - 1) <= v.
Proof.
  intros W I Ki L0 E L B O. set (t0 := weak * c) in *.
  assert (Ec : c == q * t0) by (transitivity (weak * q * c); [rewrite Ki | unfold t0]; ring).
  assert (Sz : q * t <= size).
  { assert (H : 0 <= q * (weak * size - t)) by (apply Qmult_le_0_compat; lra).
    assert (F : q * (weak * size - t) == 1 * size - q * t) by (rewrite <- Ki; ring). lra. }
  assert (H : 0 <= lambda * (size - q * t)) by (apply Qmult_le_0_compat; lra).
  assert (Z : 0 <= (t - t0) * (t - t0)) by exact (square_nonneg (K := Q_field) (t - t0)). clearbody t0. rewrite Ec.
  assert (V : lambda * (q * t0) + (t0 - 1) * (t0 - 1) + (t - t0) * (t - t0) == lambda * (q * t) + (t - 1) * (t - 1)).
  { assert (Lq : lambda * q == 2 - 2 * t0) by lra.
    transitivity (lambda * q * t0 + (t0 - 1) * (t0 - 1) + (t - t0) * (t - t0)); [ring |]. rewrite Lq.
    transitivity (lambda * q * t + (t - 1) * (t - 1)); [rewrite Lq; ring | ring]. }
  lra.
Qed.

Section WeakNotAdmitted.
Variables (p : program) (k m N : nat) (b g : nat -> Q) (strong weak : Q) (n : nat).
Hypothesis strong_admitted : admitted p strong.
Hypothesis window : in_window (tenth (S k)) (coefficient p weak).
Hypothesis further : forall j, 0 <= g j < weak.
Hypothesis small : power (1 # 4) n <= weak.

Lemma weak_near i : accurate (euclidean (S (S N))) (tenth k) (inverse_solutions p m N b g weak (Member i n))
  (midpoint (coefficient p weak)).
Proof.
  assert (W : 0 < weak) by (pose proof (further O); lra).
  destruct (no_reading_bounds p k weak window) as (C0 & C2 & R).
  assert (Sq : 0 <= @tenth Q_field k * @tenth Q_field k) by (apply Qmult_le_0_compat; lra).
  assert (Corner : (forall t size sq v : Q, t <= weak * size -> (t - 1) * (t - 1) <= sq -> at_most p size sq v ->
    best p weak <= v) ->
    at_most p (coefficient p weak) ((weak * coefficient p weak - 1) * (weak * coefficient p weak - 1)) (best p weak) ->
    accurate (euclidean (S (S N))) (tenth k) (inverse_solutions p m N b g weak (Member i n))
      (midpoint (coefficient p weak))).
  { intros Least There. destruct (top_entry m b g weak (Member i n)) as (j & Hj & E).
    set (c := coefficient p weak) in *.
    assert (Min : inverse_solutions p m N b g weak (Member i n) (unit (K := Q_field) j (1 * c))).
    { apply (corner_minimises (K := Q_field) m (S (S N)) _ weak 1 j p); try assumption; in_Q; try lra.
      - intros l _. apply weak_row; assumption.
      - lia.
      - intros l Hl. apply (column_below (K := Q_field)); [exact Hl |]. unfold inverse_matrix in E. intros Z.
        assert (0 == weak) by (rewrite <- E; symmetry; exact Z). lra.
      - fold c. lra. }
    apply (accurate_unit N (tenth k) _ _ j (1 * c)); [lia | lra | lra | exact Min |].
    in_Q. assert (Qc : Qabs (1 * c) == c) by (rewrite Qabs_pos; lra). rewrite Qc. lra. }
  destruct p as [eta | lambda | lambda].
  - assert (Ad : admitted (P1 eta) weak) by (destruct strong_admitted as (E0 & E1 & _); repeat split; assumption).
    apply Corner; [exact (least_admitted (K := Q_field) _ _ Ad) | exact (scalar_best (K := Q_field) _ _ Ad)].
  - destruct strong_admitted as [L0 _]. change (0 < lambda) in L0.
    pose proof (coefficient_times (K := Q_field) (P2 lambda) weak W) as E. in_Q.
    set (c := coefficient (P2 lambda) weak) in *.
    apply Corner; [| exact (Qle_refl _)]. intros t size sq v L B O.
    exact (quadratic_least lambda weak (/ weak) c t size sq v W (Qinv_lt_0_compat _ W) (Qmult_inv_r weak ltac:(lra)) L0
      E L B O).
  - destruct strong_admitted as [L0 _]. change (0 < lambda) in L0. destruct (Qlt_le_dec lambda weak) as [L | L].
    + assert (Ad : admitted (P3 lambda) weak) by (split; assumption).
      apply Corner; [exact (least_admitted (K := Q_field) _ _ Ad) | exact (scalar_best (K := Q_field) _ _ Ad)].
    + apply (accurate_plane N (tenth k) _ _ _ 0 0); [lra | | in_Q; lra].
      apply (zero_minimises (K := Q_field) m (S (S N)) _ weak lambda);
        [intros j _; apply weak_row; assumption | in_Q; lra |].
      intros [| [| j]] _; reflexivity.
Qed.
End WeakNotAdmitted.

Lemma no_reading_weak p k m N b g strong weak first_strong first_weak iota o :
  weak < strong -> admitted p strong -> in_window (tenth (S (S k))) (coefficient p strong) ->
  in_window (tenth (S k)) (coefficient p weak) -> (forall j, 0 <= g j < weak) -> power (1 # 4) first_weak <= weak ->
  in_omega first_strong first_weak iota ->
  attains o (correct p m N b g strong weak (tenth k) iota) O (Output (midpoint (coefficient p weak))) 1.
Proof.
  intros L Ad S W G F H. constructor 2; [| lra]. destruct iota as [iota | i n].
  - apply (no_reading_near p k m N b g weak W strong iota Ad (window_order k _ _ S W)).
  - apply (weak_near p k m N b g strong weak n Ad W G).
    pose proof (lowered_nonneg (K := Q_field) weak first_weak n F H) as P. in_rationals. lra.
Qed.

(** ** Corners: further entries as large as the larger of the two do not matter *)

Section Tied.
Variables (p : program) (m N : nat) (b g : nat -> Q) (top : Q).
Hypothesis top_admitted : admitted p top.
Hypothesis further : forall j, 0 <= g j <= top.
Let c := coefficient p top.

Lemma tied_corner (alpha beta : Q) (x : vector) : 0 <= alpha <= top -> 0 <= beta <= top ->
  (alpha == top /\ x = pair (K := Q_field) c 0 \/ beta == top /\ x = pair (K := Q_field) 0 c) ->
  minimiser p (S m) (S (S N)) (inverse_matrix (K := Q_field) m b g alpha beta) e1 x.
Proof.
  intros A B E. pose proof (admitted_positive (K := Q_field) p _ top_admitted) as T. change (0 < top) in T.
  pose proof (coefficient_nonneg (K := Q_field) p _ top_admitted) as C. change (0 <= c) in C.
  set (M := inverse_matrix (K := Q_field) m b g alpha beta).
  assert (Row : forall j, 0 <= M O j <= top).
  { intros [| [| j]]; [exact A | exact B |]. unfold M, inverse_matrix. cbn [family_matrix].
    destruct (_ <=? _)%nat; [in_Q; lra | apply further]. }
  assert (S : solution (K := Q_field) (S (S N)) M top p x).
  { split.
    - intros j _. in_Q. destruct E as [[E ->] | [E ->]]; destruct j as [| [| j]]; cbn [pair];
        (split; [first [exact C | discriminate] | intros L; try reflexivity; exfalso; revert L]);
        [change (~ alpha < top) | change (~ beta < top)]; lra.
    - destruct E as [[E ->] | [E ->]]; rewrite (pair_sum (K := Q_field)); in_Q; fold c; ring. }
  assert (Low : forall i j, (i < m)%nat -> (j < Datatypes.S (Datatypes.S N))%nat ->
    M O j < top \/ M (Datatypes.S i) j == 0).
  { intros i j Hi _. destruct (Qlt_le_dec (M O j) top) as [L | L]; [left; exact L | right].
    apply (column_below (K := Q_field)); [exact Hi |]. intros Z. change (M O j == 0) in Z. lra. }
  apply (proj2 (minimiser_solution (K := Q_field) m _ M top p (fun j _ => Row j) Low top_admitted x S x)), S.
Qed.

Lemma tied_member first iota : power (1 # 4) first <= top -> is_input first iota ->
  (iota <> Limit -> exists i n, iota = Member i n) /\
  match iota with
  | Limit => inverse_solutions p m N b g top iota (pair c 0) /\ inverse_solutions p m N b g top iota (pair 0 c)
  | Member One _ => inverse_solutions p m N b g top iota (pair c 0)
  | Member Two _ => inverse_solutions p m N b g top iota (pair 0 c)
  end.
Proof.
  intros F Hi. split; [destruct iota as [| i n]; [congruence | eauto] |].
  pose proof (admitted_positive (K := Q_field) p _ top_admitted) as T. change (0 < top) in T.
  assert (P : forall n, 0 < power (1 # 4) n) by (intros; apply power_positive; lra).
  assert (L : forall n, (first <= n)%nat -> 0 <= top - power (1 # 4) n)
    by (intros n Hn; exact (lowered_nonneg (K := Q_field) top first n F Hn)).
  destruct iota as [| [|] n]; [split | |]; apply tied_corner; cbn [first_entry second_entry]; in_rationals;
    try (specialize (P n); specialize (L n Hi)); first [lra | left; split; [reflexivity | reflexivity] | right; split;
      reflexivity].
Qed.
End Tied.

(** ** Levels: the members as late as the levels that are read, in either branch *)

Lemma levels_any p k m N b g strong weak i l n t q :
  admitted p weak -> in_window (tenth (S k)) (coefficient p weak) -> (forall j : nat, 0 <= g j < weak) ->
  (l <= n)%nat -> (1 <= n)%nat -> power (1 # 4) n <= weak ->
  reads_to (digits_information m N b g strong weak (Weak i n)) l t ->
  (forall i, probability_at_least (digits_information m N b g strong weak (Weak i n))
     (correct p m N b g strong weak (tenth (S k)) (Weak i n)) q t) -> q <= 1 # 2.
Proof.
  intros Ad W G Hl Hn F R B. destruct (window_rational _ _ W) as (C0 & C1 & _). pose proof (tenth_above_0 (S k)) as T.
  destruct (kappa_between 2 (tenth (S k)) (coefficient p weak)) as (kappa & K1 & K2 & K3); [lra | cbn [power]; lra |].
  pose proof (inverse_apart p m N b g weak n Ad G F kappa ltac:(lra) K2 K3) as Ap.
  refine (RefuteComputationForks.weak_half (euclidean (S (S N))) (fork_information (inverse_evaluation m N b g weak))
    (inverse_solutions p m N b g weak) (tenth (S k)) n 0 _ i t l n q ltac:(lia) (le_n n) _ R B).
  - intros i' n' l' _ L. apply as_limit_agrees. lia.
  - intros x. apply (accurate_not_both _ kappa (tenth (S k))); [apply Ap; lia | exact K1].
Qed.

(** ** K-1 digits *)

Section Fewer.
Variables (p : program) (k m N : nat) (b g : nat -> Q) (strong weak : Q) (first_weak : nat).
Let cs := coefficient p strong.
Let cw := coefficient p weak.
Hypothesis weak_strong : weak < strong.
Hypothesis weak_admitted : admitted p weak.
Hypothesis window : in_window (tenth (S (S k))) cs.
Hypothesis further : forall j, 0 <= g j <= weak.
Hypothesis small : power (1 # 4) first_weak <= weak.

Lemma midpoint_near iota : correct p m N b g strong weak (tenth (S k)) (Strong iota) (midpoint cs).
Proof.
  destruct (window_rational _ _ window) as (C0 & _ & C2). rewrite tenth_S in C2. pose proof (tenth_above_0 (S k)).
  apply (inverse_near p m N b g strong iota).
  - apply (admitted_above (K := Q_field) p weak); [exact weak_admitted |]. in_Q. lra.
  - lra.
  - lra.
  - fold cs. in_Q. assert (0 <= @tenth Q_field (S k) * @tenth Q_field (S k)) by (apply Qmult_le_0_compat; lra). lra.
Qed.

Lemma fewer_any first_strong : exists l, deterministic (fewer_digits p strong weak l) /\
  forall information, (forall iota, in_omega first_strong first_weak iota ->
    admissible (digits_evaluation m N b g strong weak iota) (information iota)) ->
  forall iota, in_omega first_strong first_weak iota ->
  exists n, attains (information iota) (correct p m N b g strong weak (tenth (S k)) iota) n
    (fewer_digits p strong weak l) 1.
Proof.
  destruct (power_half_vanishes ((1 # 2) * (strong - weak))) as [l Hl]; [lra |]. exists l.
  split; [apply fewer_digits_deterministic |]. intros information A iota Hi. specialize (A iota Hi).
  destruct (A O l) as [_ A0]. destruct (A 1%nat l) as [_ A1].
  apply Qabs_Qle_condition in A0. apply Qabs_Qle_condition in A1.
  set (o := information iota) in *. pose proof (tenth_above_0 (S k)) as R.
  destruct iota as [iota | i n]; unfold digits_evaluation, inverse_evaluation in A0, A1;
    rewrite (evaluation_zero m N _ _ _ (family_depends b g (S m))) in A0;
    rewrite (evaluation_one m N _ _ _ (family_depends b g (S m))) in A1.
  - pose proof (midpoint_near iota) as Mid. exists l. constructor 4; [lia |]. constructor 4; [lia |]. cbv beta.
    destruct (Qlt_le_dec _ (o O l)); [constructor 2; [exact Mid | lra] |].
    destruct (Qlt_le_dec _ (o 1%nat l)); [constructor 2; [exact Mid | lra] |]. exfalso.
    destruct iota as [| [|] n]; cbn [first_entry second_entry] in A0, A1; in_rationals; lra.
  - assert (P : 0 < power (1 # 4) n) by (apply power_positive; lra).
    pose proof (fun x => accurate_lp_exact 2 (S (S N)) two_positive (tenth (S k))
      (digits_solutions p m N b g strong weak (Weak i n)) x
      (Qlt_le_weak _ _ R)) as Exact.
    destruct (tied_member p m N b g weak weak_admitted further first_weak (Member i n) small Hi) as [_ Corner].
    destruct (reader_right (digits_evaluation m N b g strong weak (Weak i n)) o
      (correct p m N b g strong weak (tenth (S k)) (Weak i n)) O 1 (pair cw 0) (pair 0 cw) A) as [n' R'].
    { destruct i; [left | right]; (split; [(apply one_larger || apply two_larger);
        apply family_depends | apply Exact, Corner]). }
    exists (Nat.max l n'). constructor 4; [lia |]. constructor 4; [lia |]. cbv beta.
    destruct (Qlt_le_dec _ (o O l)); [exfalso; destruct i; cbn [first_entry] in A0; in_rationals; lra |].
    destruct (Qlt_le_dec _ (o 1%nat l)); [exfalso; destruct i; cbn [second_entry] in A1; in_rationals; lra |].
    revert R'. apply attains_weaken; [auto | lia].
Qed.
End Fewer.

(** ** The constants of the strong family, from whatever level the reader starts *)

Lemma sharp_any p m N b g top first information rho l :
  admitted p top -> (forall j, 0 <= g j <= top) -> power (1 # 4) first <= top -> 0 <= rho ->
  (forall iota, is_input first iota -> admissible (inverse_evaluation m N b g top iota) (information iota)) ->
  let d := euclidean (S (S N)) in
  let s1 := pair (coefficient p top) 0 in let s2 := pair 0 (coefficient p top) in
  let ask := reader O 1%nat s1 s2 l in
  halts_almost_surely (information Limit) (coin s1 s2) /\
  forall iota, is_input first iota ->
    success_at_least d (information iota) (inverse_solutions p m N b g top iota) rho (1 # 2) (coin s1 s2) /\
    success_at_least d (information iota) (inverse_solutions p m N b g top iota) rho (2 # 3) (two_thirds s1 s2 ask).
Proof.
  intros Ad G F R A d s1 s2 ask.
  assert (Exact : forall (S : vector -> Prop) x, S x -> accurate d rho S x)
    by (intros S x; apply (accurate_lp_exact 2 _ two_positive rho S x R)).
  pose proof (tied_member p m N b g top Ad G first) as T.
  destruct (RefuteSharpness.K_sharp_from d (inverse_evaluation m N b g top) (inverse_solutions p m N b g top) rho first
    information
    s1 s2 O 1 l A) as [H H'].
  - intros n Hn. apply Exact. exact (proj2 (T (Member One n) F Hn)).
  - intros n Hn. apply Exact. exact (proj2 (T (Member Two n) F Hn)).
  - apply Exact. exact (proj1 (proj2 (T Limit F I))).
  - apply Exact. exact (proj2 (proj2 (T Limit F I))).
  - intros n _. apply one_larger, family_depends.
  - intros n _. apply two_larger, family_depends.
  - split; [exact H |]. intros iota Hi. destruct (H' iota Hi) as (H1 & H2 & _). split; assumption.
Qed.
