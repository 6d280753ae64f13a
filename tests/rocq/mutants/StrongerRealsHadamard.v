(** * E3 over the real numbers, stronger: nothing is lost by blocks

    For two orthonormal bases with inner products of at most mu, and delta = s mu < 1, the null space property holds
    with rho = delta/sqrt (1 - delta^2) and gamma = 1/sqrt (1 - delta): no delta/4 is subtracted, and rho < 1 for
    delta^2 < 1/2.

    Idea.  |Ax_S|^2 is the inner product with Ax minus that with Ax_T.  With a = |x_S1|_1/sqrt s and
    b = |x_S2|_1/sqrt s, a + b <= |x_S|, it is at least |x_S|^2 - 2 delta a b, and the inner product with Ax_T is at
      most
    delta max (a, b) |x_T|_1/sqrt s. *)

From Coq Require Import ZArith QArith Qreals Rbase Rbasic_fun Rfunctions R_sqrt Lra Lia PeanoNat List Permutation.
From Barriers Require Import OrderedFields RealField RealsOptimisation LinearSystems Lengths Recovery Isometries
  Hadamard
  RealsRecovery.
From Mutants Require Import Verdicts.
From Mutants Require TwoBases RefuteRealsHadamard StrongerHadamardConstants StrongerHadamardNorm StrongerHadamard.
Import ListNotations.
Open Scope R_scope.

(** ** The inequality of numbers: X = |x_S|, G = |Ax_S|, r = |Ax| *)

Section Numbers.
Variables (d w v : R).
Hypothesis d_range : 0 < d < 1.
Hypothesis w_positive : 0 < w.
Hypothesis w_square : w * w = 1 - d * d.
Hypothesis v_positive : 0 < v.
Hypothesis v_square : v * v = 1 + d.

(** For p = max (a, b): p w X <= D *)
Lemma largest_p X p : 0 <= p <= X -> p * (w * X) <= X * X - 2 * d * (p * (X - p)).
Proof.
  intros P. destruct (Rle_dec (2 * d) w) as [C | C].
  - assert (W1 : w <= 1) by nra. assert (0 <= (1 - w) * (X * X)) by (apply Rmult_le_pos; nra).
    assert (0 <= (X - p) * (w * X - 2 * d * p)) by (apply Rmult_le_pos; nra). lra.
  - assert (D : 44 / 100 < d) by nra. assert (W : w <= 9 / 10) by nra.
    assert (S : (2 * d + w) * (2 * d + w) <= 8 * d) by nra.
    assert (0 <= (4 * d * p - (2 * d + w) * X) * (4 * d * p - (2 * d + w) * X)) by (apply Rle_0_sqr).
    assert (0 <= (8 * d - (2 * d + w) * (2 * d + w)) * (X * X)) by (apply Rmult_le_pos; nra).
    apply (Rmult_le_reg_l (8 * d)); lra.
Qed.

Lemma with_p X G p t r : 0 <= p <= X -> 0 <= G -> 0 <= t -> 0 <= r -> X * X - 2 * d * (p * (X - p)) <= G * G ->
  G * G <= G * r + d * p * t -> w * X <= d * t + v * r.
Proof.
  intros P G0 T R DG GG. set (D := X * X - 2 * d * (p * (X - p))) in *.
  pose proof (largest_p X p P) as L. fold D in L.
  assert (D1 : (1 - d) * (X * X) <= D).
  { assert (0 <= d * (p * p + (X - p) * (X - p))) by (apply Rmult_le_pos; nra). unfold D. lra. }
  assert (D0 : 0 <= D) by (assert (0 <= (1 - d) * (X * X)) by (apply Rmult_le_pos; nra); lra).
  pose proof (sqrt_pos D) as H0. pose proof (sqrt_sqrt D D0) as HH. set (H := sqrt D) in *.
  assert (HG : H <= G) by (apply Rsqr_incr_0; unfold Rsqr; lra).
  assert (dt : 0 <= d * t) by (apply Rmult_le_pos; lra).
  assert (Hr : H * H <= H * r + d * p * t).
  { assert (0 <= p * (d * t)) by (apply Rmult_le_pos; lra). destruct (Rle_dec H r) as [C | C]; [nra |].
    assert (H * (H - r) <= G * (G - r)) by (apply Rmult_le_compat; lra). lra. }
  assert (VH : w * X <= v * H).
  { apply Rsqr_incr_0; [| apply Rmult_le_pos; lra | apply Rmult_le_pos; lra]. unfold Rsqr.
    replace (w * X * (w * X)) with ((1 + d) * ((1 - d) * (X * X))) by (rewrite <- (Rmult_1_l (X * X));
      replace (w * X * (w * X)) with (w * w * (X * X)) by ring; rewrite w_square; ring).
    replace (v * H * (v * H)) with ((1 + d) * D) by (rewrite <- HH, <- v_square; ring).
    apply Rmult_le_compat_l; lra. }
  destruct (Rle_dec X 0) as [X0 | X0].
  { assert (X = 0) by lra. assert (0 <= v * r) by (apply Rmult_le_pos; lra). nra. }
  assert (wX : 0 < w * X) by (apply Rmult_lt_0_compat; lra).
  assert (Hp : 0 < H) by (apply (Rmult_lt_reg_l v); [exact v_positive | lra]).
  destruct (Rle_dec (p * v) H) as [C | C].
  - apply (Rmult_le_reg_l H); [exact Hp |].
    assert (X1 : w * X * H <= v * H * H) by (apply Rmult_le_compat_r; lra).
    assert (X2 : v * (H * H) <= v * (H * r + d * p * t)) by (apply Rmult_le_compat_l; lra).
    assert (X3 : p * v * (d * t) <= H * (d * t)) by (apply Rmult_le_compat_r; lra). lra.
  - assert (P0 : 0 < p) by (destruct (Rle_dec p 0); [exfalso; nra | lra]).
    apply (Rmult_le_reg_l p); [exact P0 |].
    assert (H * r <= p * v * r) by (apply Rmult_le_compat_r; lra). lra.
Qed.

Lemma numbers X G a b t1 t2 r : 0 <= G -> 0 <= a -> 0 <= b -> 0 <= t1 -> 0 <= t2 -> 0 <= r -> a + b <= X ->
  X * X - 2 * d * (a * b) <= G * G -> G * G <= G * r + d * (a * t2 + b * t1) -> w * X <= d * (t1 + t2) + v * r.
Proof.
  intros G0 A B T1 T2 R L GG Gr. set (p := Rmax a b).
  assert (Pa : a <= p) by apply Rmax_l. assert (Pb : b <= p) by apply Rmax_r.
  assert (P : 0 <= p <= X) by (split; [lra | unfold p, Rmax; destruct (Rle_dec a b); lra]).
  assert (AB : a * b <= p * (X - p)) by (unfold p, Rmax; destruct (Rle_dec a b); nra).
  apply (with_p X G p (t1 + t2) r P G0); [lra | exact R | |].
  - assert (d * (a * b) <= d * (p * (X - p))) by (apply Rmult_le_compat_l; lra). lra.
  - assert (a * t2 + b * t1 <= p * (t1 + t2)) by nra.
    assert (d * (a * t2 + b * t1) <= d * (p * (t1 + t2))) by (apply Rmult_le_compat_l; lra). lra.
Qed.
End Numbers.

(** ** Two bases *)

Section Bases.
Variables (m N : nat) (A : nat -> nat -> R) (first : nat -> bool) (mu : R) (s : nat).
Hypothesis mu_positive : 0 < mu.
Hypothesis coherent : forall j l, (j < N)%nat -> (l < N)%nat ->
  Rabs (@gram R_field m A j l - @unit_entry R_field j l) <= if Bool.eqb (first j) (first l) then 0 else mu.
Hypothesis s_positive : (1 <= s)%nat.
Let delta := INR s * mu.
Hypothesis delta_small : delta < 1.
Variables (w v : R).
Hypothesis w_positive : 0 < w.
Hypothesis w_square : w * w = 1 - delta * delta.
Hypothesis v_positive : 0 < v.
Hypothesis v_square : v * v = 1 + delta.

Let coherent' : forall j l, (j < N)%nat -> (l < N)%nat ->
  @fleq R_field (@fabs R_field (@fsub R_field (@gram R_field m A j l) (@unit_entry R_field j l)))
    (if Bool.eqb (first j) (first l) then @fzero R_field else mu).
Proof. intros j l J L. rewrite abs_real. exact (coherent j l J L). Qed.

Theorem two_bases_property rho gamma : delta / w <= rho -> v / w <= gamma ->
  real_null_space_property m N A s rho gamma.
Proof.
  intros Rh Ga x S T P L.
  pose proof (root_positive s s_positive) as Q. pose proof (sqrt_sqrt (INR s) (pos_INR s)) as QQ.
  set (q := sqrt (INR s)) in *.
  assert (D : NoDup (S ++ T)) by (apply (Permutation_NoDup (Permutation_sym P)), below_distinct).
  assert (B : forall j, In j (S ++ T) -> (j < N)%nat) by (intros j J; apply in_below, (Permutation_in j P J)).
  pose proof (proj1 (distinct_app S T) D) as (DS & DT & _).
  assert (BS : forall j, In j S -> (j < N)%nat) by (intros; apply B, in_or_app; auto).
  assert (BT : forall j, In j T -> (j < N)%nat) by (intros; apply B, in_or_app; auto).
  pose proof (@TwoBases.own R_field m N A first mu (Rlt_le _ _ mu_positive) coherent' x S DS BS) as Own.
  pose proof (@TwoBases.apart R_field m N A first mu (Rlt_le _ _ mu_positive) coherent' x S T D B) as Apart.
  rewrite abs_real, two_real in *. in_R.
  set (rows := below m) in *. set (u := @image R_field N A (@restricted R_field S x)) in *.
  set (u' := @image R_field N A (@restricted R_field T x)) in *.
  set (a := @TwoBases.in_basis R_field first true S x) in *. set (b := @TwoBases.in_basis R_field first false S x) in *.
  set (t1 := @TwoBases.in_basis R_field first true T x) in *. set (t2 := @TwoBases.in_basis R_field first false T x)
    in *.
  assert (a0 : 0 <= a) by apply (@TwoBases.in_basis_nonneg R_field).
  assert (b0 : 0 <= b) by apply (@TwoBases.in_basis_nonneg R_field).
  assert (t10 : 0 <= t1) by apply (@TwoBases.in_basis_nonneg R_field).
  assert (t20 : 0 <= t2) by apply (@TwoBases.in_basis_nonneg R_field).
  assert (TT : norm_1 T x = t1 + t2) by (rewrite <- norm_1_real; apply (@TwoBases.in_both R_field)).
  assert (AB : a + b <= q * norm_2 S x).
  { assert (E : @norm1 R_field S x = a + b) by apply (@TwoBases.in_both R_field). rewrite <- E.
    apply (@norm1_cauchy R_field S x q); [in_R; lra | | apply norm_real, Rle_refl].
    rewrite number_real. in_R. rewrite QQ. apply le_INR, L. }
  (** Ax = Ax_S + Ax_T *)
  assert (Sum : forall i, real_image N A x i = u i + u' i).
  { intros i. unfold u, u', image.
    rewrite (@restricted_over R_field N S x (A i) DS BS), (@restricted_over R_field N T x (A i) DT BT).
    apply (@parts_over R_field N S T _ P). }
  assert (Split : @dot R_field rows u (real_image N A x) = @dot R_field rows u u + @dot R_field rows u u').
  { unfold dot. rewrite <- (@over_plus R_field). apply (@over_same R_field). intros i _. rewrite (Sum i). in_R. ring. }
  pose proof (@cauchy_schwarz R_field rows u (real_image N A x)) as CS. rewrite Split in CS.
  pose proof (@dot_nonneg R_field rows u) as g0. pose proof (@dot_nonneg R_field rows (real_image N A x)) as r0.
  pose proof (@dot_nonneg R_field S x) as X0.
  pose proof (sqrt_sqrt _ X0) as XX. pose proof (sqrt_pos (@dot R_field S x x)) as X1.
  change (sqrt (@dot R_field S x x)) with (norm_2 S x) in XX, X1.
  pose proof (sqrt_sqrt _ r0) as RR. pose proof (sqrt_pos (@dot R_field rows (real_image N A x) (real_image N A x)))
    as R1.
  change (sqrt (@dot R_field rows (real_image N A x) (real_image N A x))) with (norm_2 rows (real_image N A x)) in RR,
    R1.
  pose proof (sqrt_sqrt _ g0) as GG. pose proof (sqrt_pos (@dot R_field rows u u)) as G1.
  in_R. set (X := norm_2 S x) in *. set (r := norm_2 rows (real_image N A x)) in *.
  set (G := sqrt (@dot R_field rows u u)) in *. set (e := @dot R_field rows u u') in *.
  rewrite <- XX, <- GG in Own. rewrite <- GG, <- RR in CS.
  assert (CS' : G * G + e <= G * r).
  { apply Rsqr_incr_0_var; [unfold Rsqr; lra | apply Rmult_le_pos; assumption]. }
  assert (Mu : mu = delta / (q * q)) by (unfold delta; rewrite QQ; field; apply not_0_INR; lia).
  assert (d0 : 0 < delta) by (unfold delta; apply Rmult_lt_0_compat; [apply lt_0_INR; lia | exact mu_positive]).
  assert (W : w * X <= delta * (t1 / q + t2 / q) + v * r).
  { apply (numbers delta w v (conj d0 delta_small) w_positive w_square v_positive v_square X G (a / q) (b / q));
      try assumption; try (apply Rmult_le_pos; [assumption | apply Rlt_le, Rinv_0_lt_compat, Q]).
    - apply (Rmult_le_reg_l q); [exact Q |]. replace (q * (a / q + b / q)) with (a + b) by (field; lra). exact AB.
    - rewrite Mu in Own. replace (delta * (a / q * (b / q))) with (delta / (q * q) * (a * b)) by (field; lra).
      replace (2 * delta * (a / q * (b / q))) with (2 * (delta / (q * q)) * (a * b)) by (field; lra). exact Own.
    - rewrite Mu in Apart.
      replace (delta * (a / q * (t2 / q) + b / q * (t1 / q))) with (delta / (q * q) * (a * t2 + b * t1)) by (field;
        lra).
      pose proof (Rle_abs (- e)) as Ab. rewrite Rabs_Ropp in Ab. lra. }
  rewrite TT. fold X. change (below m) with rows. fold r.
  assert (t0 : 0 <= (t1 + t2) / q) by (apply Rmult_le_pos; [lra | apply Rlt_le, Rinv_0_lt_compat, Q]).
  apply Rle_trans with (delta / w * ((t1 + t2) / q) + v / w * r).
  - apply (Rmult_le_reg_l w); [exact w_positive |].
    replace (w * (delta / w * ((t1 + t2) / q) + v / w * r)) with (delta * (t1 / q + t2 / q) + v * r) by (field; lra).
    exact W.
  - replace (rho / q * (t1 + t2)) with (rho * ((t1 + t2) / q)) by (field; lra).
    apply Rplus_le_compat; apply Rmult_le_compat_r; assumption.
Qed.
End Bases.

(** ** [I | 2^-k H], also with further rows and with fewer columns *)

Lemma coherent k j l : (j < 2 * 4 ^ k)%nat -> (l < 2 * 4 ^ k)%nat ->
  Rabs (@gram R_field (4 ^ k) (real_two_bases k) j l - @unit_entry R_field j l) <=
  if Bool.eqb (j <? 4 ^ k)%nat (l <? 4 ^ k)%nat then 0 else / 2 ^ k.
Proof.
  intros J L. rewrite RefuteRealsHadamard.four in J, L. pose proof (@E3_columns R_field k j l J L) as C.
  rewrite abs_real, number_real, pow_INR in C. rewrite <- RefuteRealsHadamard.four in C.
  assert (E : @gram R_field (4 ^ k) (@two_bases R_field (4 ^ k) (2 * k) (/ INR 2 ^ k)) j l =
    @gram R_field (4 ^ k) (real_two_bases k) j l).
  { apply (@over_same R_field). intros i _. rewrite !RefuteRealsHadamard.bases_same. reflexivity. }
  rewrite <- E. exact C.
Qed.

Lemma further_rows M M' (x : nat -> R) : (M <= M')%nat -> norm_2 (below M) x <= norm_2 (below M') x.
Proof.
  intros L. unfold norm_2. apply sqrt_le_1_alt. exact (@StrongerHadamardNorm.fewer_squares R_field M M' x L).
Qed.

(** What is said of delta, and the roots that the theorem has. *)
Section Matrix.
Variables k s : nat.
Hypothesis s_positive : (1 <= s)%nat.
Hypothesis s_small : (41 * (s * s) < 16 * 4 ^ k)%nat.
Let delta := INR s / 2 ^ k.

Lemma delta_range : 0 < delta /\ 41 * (delta * delta) < 16.
Proof.
  assert (P2 : 0 < 2 ^ k) by (apply pow_lt; lra).
  split; [apply Rmult_lt_0_compat; [apply lt_0_INR; lia | apply Rinv_0_lt_compat, P2] |].
  pose proof s_small as Small. apply lt_INR in Small. rewrite !mult_INR, pow_INR in Small.
  replace (INR 41) with 41 in Small by (simpl; lra). replace (INR 16) with 16 in Small by (simpl; lra).
  replace (INR 4) with (2 * 2) in Small by (simpl; lra). rewrite Rpow_mult_distr in Small.
  assert (E : INR s = delta * 2 ^ k) by (unfold delta; field; lra). rewrite E in Small.
  assert (Q : 0 < 2 ^ k * 2 ^ k) by (apply Rmult_lt_0_compat; exact P2).
  apply (Rmult_lt_reg_r (2 ^ k * 2 ^ k)); [exact Q | lra].
Qed.

Lemma roots : 5 / 4 * delta < sqrt (1 - delta * delta) <= 1 /\ 1 <= sqrt (1 + delta) <= sqrt (2 + delta) /\
  sqrt (1 - delta * delta) * sqrt (1 - delta * delta) = 1 - delta * delta /\
  sqrt (1 + delta) * sqrt (1 + delta) = 1 + delta.
Proof.
  destruct delta_range as [D0 D1]. assert (W : 0 <= 1 - delta * delta) by nra.
  pose proof (sqrt_pos (1 - delta * delta)) as Wp. pose proof (sqrt_sqrt _ W) as Ws.
  pose proof (sqrt_pos (1 + delta)) as Vp. pose proof (sqrt_sqrt (1 + delta) ltac:(lra)) as Vs.
  pose proof (sqrt_le_1_alt (1 + delta) (2 + delta) ltac:(lra)).
  repeat split; try assumption; apply Rnot_lt_le || apply Rnot_le_lt; intros C; nra.
Qed.

Theorem bases_hold M N rho gamma : (4 ^ k <= M)%nat -> (N <= 2 * 4 ^ k)%nat ->
  delta / sqrt (1 - delta * delta) <= rho -> sqrt (1 + delta) / sqrt (1 - delta * delta) <= gamma ->
  real_null_space_property M N (real_two_bases k) s rho gamma.
Proof.
  intros Rows Columns Rh Ga. destruct delta_range as [D0 D1]. destruct roots as ([W _] & [V _] & Ws & Vs).
  assert (P2 : 0 < / 2 ^ k) by (apply Rinv_0_lt_compat, pow_lt; lra).
  assert (H : real_null_space_property (4 ^ k) N (real_two_bases k) s rho gamma).
  { apply (two_bases_property (4 ^ k) N (real_two_bases k) (fun j => (j <? 4 ^ k)%nat) (/ 2 ^ k) s P2) with
      (w := sqrt (1 - delta * delta)) (v := sqrt (1 + delta)); try assumption; try (fold delta; nra).
    - intros j l J L. apply coherent; lia.
    - change (delta < 1). nra. }
  assert (G0 : 0 <= gamma).
  { eapply Rle_trans; [| exact Ga]. apply Rlt_le, Rmult_lt_0_compat; [lra | apply Rinv_0_lt_compat; lra]. }
  intros x S T P L. specialize (H x S T P L).
  pose proof (further_rows _ _ (real_image N (real_two_bases k) x) Rows) as F.
  apply (Rmult_le_compat_l gamma _ _ G0) in F. lra.
Qed.
End Matrix.

Lemma quotients n d n' d' : 0 <= n <= n' -> 0 < d' <= d -> n / d <= n' / d'.
Proof.
  intros N D. apply Rmult_le_compat; try lra; [apply Rlt_le, Rinv_0_lt_compat; lra | apply Rinv_le_contravar; lra].
Qed.

Lemma above_1 n d : 0 < d < n -> 1 < n / d.
Proof.
  intros D. apply (Rmult_lt_reg_r d); [lra |]. unfold Rdiv. rewrite Rmult_assoc, Rinv_l by lra. lra.
Qed.

Ltac prove_RealsRecovery_E3_hadamard :=
  let k := fresh "k" in let s := fresh "s" in let S1 := fresh in let S2 := fresh in
  intros k s S1 S2; cbv zeta;
  let S3 := fresh in assert (S3 : (41 * (s * s) < 16 * 4 ^ k)%nat)
    by (pose proof (Nat.pow_le_mono_l 3 4 k ltac:(lia)); pose proof (StrongerHadamardConstants.not_41 k s); lia);
  let D := fresh in pose proof (delta_range k s S1 S3) as D; let W := fresh in pose proof (roots k s S1 S3) as W;
  let B := fresh in pose proof (bases_hold k s S1 S3) as B; cbv zeta in D, W, B;
  destruct D as [? _]; destruct W as (? & ? & _ & _);
  split; [split | split];
  [ apply Rmult_lt_0_compat; [Lra.lra | apply Rinv_0_lt_compat; Lra.lra] | apply RefuteRealsHadamard.less; Lra.lra
  | first [apply Rmult_lt_0_compat; [Lra.lra | apply Rinv_0_lt_compat; Lra.lra]
          | apply above_1; Lra.lra ]
  | apply B;
    [ first [lia | apply Nat.pow_le_mono_l; lia]
    | first [lia | apply Nat.mul_le_mono_l, Nat.pow_le_mono_l; lia]
    | apply quotients; Lra.lra | apply quotients; Lra.lra ] ].
