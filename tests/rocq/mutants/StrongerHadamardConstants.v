(** * Mutants of the constants of E3's matrix [I | 2^-k H] that hold

    For instance, s = 0 has no positive root, and 41 divides no 16 4^k. *)

From Coq Require Import ZArith QArith Lia PeanoNat List.
From Barriers Require Import OrderedFields LinearSystems Lengths Recovery Isometries Hadamard.
From Mutants Require Import Verdicts StrongerIsometries AnyIsometries StrongerHadamard StrongerHadamardNorm.
Open Scope field_scope.

Section Constants.
Context {K : ordered_field}.
Add Field K_f : (K_field K) (morphism (of_Q_morph K), constants [f_cst], setoid (K_setoid K) (K_ext K)).
Variables (k s : nat) (root w v : K).
Hypothesis root_square : root * root == number s.
Let delta : K := number s * / number (2 ^ k).

Lemma not_41 : (41 * (s * s) <> 16 * 4 ^ k)%nat.
Proof.
  intros E. assert (D : Nat.divide 41 (2 ^ (4 + 2 * k))).
  { exists (s * s)%nat. rewrite Nat.pow_add_r, Nat.pow_mul_r. simpl (2 ^ 4)%nat. change (2 ^ 2)%nat with 4%nat. lia. }
  revert D. generalize (4 + 2 * k)%nat as e. clear. induction e as [| e IH]; intros [q E].
  - simpl in E. lia.
  - apply IH. change (2 ^ S e)%nat with (2 * 2 ^ e)%nat in E.
    destruct (Nat.Even_or_Odd q) as [[p P] | [p P]]; subst q; [exists p; lia | lia].
Qed.

Lemma s_positive : 0 < root -> (0 < s)%nat.
Proof.
  intros R. destruct s as [| t]; [exfalso | lia]. assert (Z : number (K := K) 0 == 0) by reflexivity.
  pose proof (mult_positive _ _ R R). rewrite Z in root_square. fra.
Qed.

Lemma delta_range : (0 < s)%nat -> (41 * (s * s) < 16 * 4 ^ k)%nat -> 0 < delta /\ $41 * (delta * delta) < $16.
Proof.
  intros S1 Small. pose proof (at_least_1 2 k ltac:(lia)) as M. set (q := number (K := K) (2 ^ k)).
  assert (q0 : 0 < q) by (apply number_positive; lia). pose proof (inverse_positive q q0) as i0.
  assert (I : / q * q == 1) by (apply (finv_left K); fra). pose proof (number_positive (K := K) s S1) as s0.
  split; [apply mult_positive; assumption |].
  assert (E4 : (4 ^ k = 2 ^ k * 2 ^ k)%nat) by (rewrite <- Nat.pow_mul_l; reflexivity). rewrite E4 in Small.
  pose proof (number_lt (K := K) _ _ Small) as L. rewrite !number_times in L. fold q in L.
  assert (E41 : number (K := K) 41 == $41) by reflexivity. assert (E16 : number (K := K) 16 == $16) by reflexivity.
  rewrite E41, E16 in L. set (n := number s) in *. unfold delta. fold q.
  assert (P : 0 < (/ q * / q) * ($16 * (q * q) - $41 * (n * n))) by (repeat apply mult_positive; fra).
  assert (E : (/ q * / q) * ($16 * (q * q) - $41 * (n * n)) == $16 * ((/ q * q) * (/ q * q))
    - $41 * (n * / q * (n * / q))) by ring.
  rewrite E, I in P. fra.
Qed.

(** v may be larger, and gamma is more than 1. *)
Lemma larger_v : (41 * (s * s) < 16 * 4 ^ k)%nat -> 0 < root -> 0 < w -> w * w == 1 - delta * delta -> 0 < v ->
  1 + delta <= v * v ->
  ((0 < rho_of delta w < 1) /\ 0 < gamma_of delta w v) /\
  null_space_property (2 ^ (2 * k)) (2 * 2 ^ (2 * k)) (two_bases (2 ^ (2 * k)) (2 * k) (/ number (2 ^ k))) s root
    (rho_of delta w) (gamma_of delta w v).
Proof.
  intros Small R W Ws V Vs. destruct (delta_range (s_positive R) Small) as [D0 D1]. split.
  - apply range; try assumption. fra.
  - apply isometry_17; try assumption; try fra. unfold delta.
  apply (E3_two_bases _ _ _ (fun j => (j <? 2 ^ (2 * k))%nat)).
    + apply lt_le, h_positive.
    + intros. apply E3_columns; assumption.
Qed.

Lemma gamma_1 : (41 * (s * s) < 16 * 4 ^ k)%nat -> 0 < root -> 0 < w -> w * w == 1 - delta * delta -> 0 < v ->
  v * v == 1 + delta -> 1 < gamma_of delta w v.
Proof. intros Small R W Ws V Vs. destruct (delta_range (s_positive R) Small) as [D0 D1].
apply gamma_large; assumption. Qed.

Lemma roots_not_0 : (41 * (s * s) < 16 * 4 ^ k)%nat -> 0 < root -> 0 <= w -> w * w == 1 - delta * delta -> 0 <= v ->
  v * v == 1 + delta ->
  ((0 < rho_of delta w < 1) /\ 0 < gamma_of delta w v) /\
  null_space_property (2 ^ (2 * k)) (2 * 2 ^ (2 * k)) (two_bases (2 ^ (2 * k)) (2 * k) (/ number (2 ^ k))) s root
    (rho_of delta w) (gamma_of delta w v).
Proof.
  intros Small R W Ws V Vs. destruct (delta_range (s_positive R) Small) as [D0 D1]. apply larger_v; try assumption.
  - apply (root_not_0 w _ W Ws). fra.
  - apply (root_not_0 v _ V Vs). fra.
  - fra.
Qed.

Lemma gamma_above_1 : (41 * (s * s) < 16 * 4 ^ k)%nat -> 0 < root -> 0 < w -> w * w == 1 - delta * delta -> 0 < v ->
  v * v == 1 + delta ->
  ((0 < rho_of delta w < 1) /\ 1 < gamma_of delta w v) /\
  null_space_property (2 ^ (2 * k)) (2 * 2 ^ (2 * k)) (two_bases (2 ^ (2 * k)) (2 * k) (/ number (2 ^ k))) s root
    (rho_of delta w) (gamma_of delta w v).
Proof.
  intros Small R W Ws V Vs. destruct (larger_v Small R W Ws V ltac:(fra)) as [[X _] Y].
  split; [split |]; try assumption.
  apply gamma_1; assumption.
Qed.

(** H by a larger name, and more rows. *)
Lemma property_by (M : nat) (B : nat -> nat -> K) : (2 ^ (2 * k) <= M)%nat ->
  (forall i j, (j < 2 * 2 ^ (2 * k))%nat -> B i j == two_bases (2 ^ (2 * k)) (2 * k) (/ number (2 ^ k)) i j) ->
  (41 * (s * s) < 16 * 4 ^ k)%nat -> 0 < root -> 0 < w -> w * w == 1 - delta * delta -> 0 < v -> v * v == 1 + delta ->
  ((0 < rho_of delta w < 1) /\ 0 < gamma_of delta w v) /\
  null_space_property M (2 * 2 ^ (2 * k)) B s root (rho_of delta w) (gamma_of delta w v).
Proof.
  intros L E Small R W Ws V Vs. destruct (larger_v Small R W Ws V ltac:(fra)) as [X Y]. split; [exact X |].
  intros x S T r P Le [r0 H]. apply (Y x S T r P Le). split; [exact r0 |].
  apply (le_trans _ (dot (below M) (image (2 * 2 ^ (2 * k)) B x) (image (2 * 2 ^ (2 * k)) B x))); [| exact H].
  apply (le_trans _ (dot (below (2 ^ (2 * k))) (image (2 * 2 ^ (2 * k)) B x) (image (2 * 2 ^ (2 * k)) B x)));
    [| apply fewer_squares, L].
  apply over_le. intros i _.
  assert (I : image (2 * 2 ^ (2 * k)) B x i == image (2 * 2 ^ (2 * k)) (two_bases (2 ^ (2 * k)) (2 * k)
    (/ number (2 ^ k))) x i).
  { apply over_same. intros j Hj. apply in_below in Hj. rewrite (E i j Hj). reflexivity. }
  rewrite I. apply le_refl.
Qed.

(** Fewer columns: the other entries of x are 0. *)
Lemma property_fewer (N : nat) : (N <= 2 * 2 ^ (2 * k))%nat ->
  (41 * (s * s) < 16 * 4 ^ k)%nat -> 0 < root -> 0 < w -> w * w == 1 - delta * delta -> 0 < v -> v * v == 1 + delta ->
  ((0 < rho_of delta w < 1) /\ 0 < gamma_of delta w v) /\
  null_space_property (2 ^ (2 * k)) N (two_bases (2 ^ (2 * k)) (2 * k) (/ number (2 ^ k))) s root
    (rho_of delta w) (gamma_of delta w v).
Proof.
  intros L Small R W Ws V Vs. destruct (larger_v Small R W Ws V ltac:(fra)) as [X Y]. split; [exact X |].
  set (N2 := (2 * 2 ^ (2 * k))%nat) in *. set (A := two_bases (2 ^ (2 * k)) (2 * k) (/ number (2 ^ k))) in *.
  intros x S T r P Le [r0 H]. set (y := fun j => if (j <? N)%nat then x j else 0).
  assert (In' : forall j, In j S \/ In j T -> (j < N)%nat).
  { intros j Hj. apply in_below, (Permutation.Permutation_in j P), in_or_app, Hj. }
  assert (Same : forall U, (forall j, In j U -> (j < N)%nat) -> forall j, In j U -> y j == x j).
  { intros U B j Hj. specialize (B j Hj). unfold y. destruct (Nat.ltb_spec j N); [reflexivity | lia]. }
  set (rest := seq N (N2 - N)).
  assert (P' : parts N2 S (T ++ rest)).
  { unfold parts. rewrite app_assoc. replace (below N2) with (below N ++ rest).
    - apply Permutation.Permutation_app_tail, P.
    - unfold below, rest. replace N2 with (N + (N2 - N))%nat at 2 by lia. rewrite seq_app. reflexivity. }
  assert (I : forall i, image N2 A y i == image N A x i).
  { intros i. unfold image. replace N2 with (N + (N2 - N))%nat by lia. rewrite over_seq, (over_zero (below (N2 - N))).
    - transitivity (over (below N) (fun j => A i j * y j)); [ring |]. apply over_same. intros j Hj.
    apply in_below in Hj.
      unfold y. destruct (Nat.ltb_spec j N); [reflexivity | lia].
    - intros j _. unfold y. destruct (Nat.ltb_spec (N + j) N); [lia | ring]. }
  assert (Rows : rows_at_most (2 ^ (2 * k)) (image N2 A y) r).
  { split; [exact r0 |]. rewrite (dot_same _ _ (image N A x) _ (image N A x)); [exact H | |]; intros; apply I. }
  pose proof (Y y S (T ++ rest) r P' Le Rows) as [Z1 Z2].
  assert (T1 : norm1 (T ++ rest) y == norm1 T x).
  { unfold norm1. rewrite over_app, (over_zero rest).
    - transitivity (over T (fun j => fabs (y j))); [ring |]. apply over_same. intros j Hj.
    rewrite (Same T ltac:(auto) j Hj). reflexivity.
    - intros j Hj. apply in_seq in Hj. unfold y. destruct (Nat.ltb_spec j N); [lia |]. pose proof (abs_spec (0 : K)).
    fra. }
  assert (S1 : dot S y y == dot S x x).
  { apply dot_same; intros j Hj; apply (Same S ltac:(auto) j Hj). }
  rewrite T1 in Z1, Z2. rewrite S1 in Z2. split; assumption.
Qed.

(** delta >= 1 has no w. *)
Lemma no_w : 0 < root -> 0 < w -> w * w == 1 - number s * / number (1 ^ k) * (number s * / number (1 ^ k)) -> False.
Proof.
  intros R W Ws. pose proof (number_le (K := K) 1 s (s_positive R)) as S1.
  assert (One : number (K := K) 1 == 1) by reflexivity. rewrite Nat.pow_1_l in Ws. rewrite One in Ws, S1.
  assert (I : / (1 : K) * 1 == 1) by (apply (finv_left K), one_neq_zero). assert (I1 : / (1 : K) == 1) by fra.
  rewrite I1 in Ws. pose proof (mult_positive _ _ W W). set (n := number s) in *.
  assert (D : 1 * 1 <= n * n) by (apply square_at_most; [fra | exact S1]).
  assert (E : w * w == 1 - n * n) by (rewrite Ws; ring). fra.
Qed.
Lemma no_w_0 (d : K) : 0 < w -> w * w == 0 - d * d -> False.
Proof. intros W Ws. pose proof (mult_positive _ _ W W). pose proof (square_nonneg d). fra. Qed.
End Constants.

Ltac nonzero_root s :=
  match goal with
  | r : 0 <= ?root, e : ?root * ?root == number s |- 0 < ?root =>
      apply (root_not_0 root (number s) r e); apply number_positive; assumption
  end.
Ltac prove_Hadamard_E3_hadamard :=
  intros K k s root w v; cbv zeta; intros;
  first
    [ exfalso; solve [eapply no_w; [eassumption | eassumption | | eassumption]; assumption | eapply no_w_0;
      [eassumption | | eassumption]; assumption]
    | as_it_stands larger_v; first [assumption | nonzero_root s | pose proof (not_41 k s); pose proof
      (Nat.pow_le_mono_l 3 4 k ltac:(lia)); lia | fra]
    | as_it_stands gamma_above_1; assumption
    | as_it_stands roots_not_0; first [assumption | apply lt_le; assumption]
    | as_it_stands property_by; first [assumption | intros; reflexivity | intros; apply larger; assumption | sized k]
    | as_it_stands property_fewer; first [assumption | sized k] ].
