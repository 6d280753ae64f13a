(** * Mutants of E2's network: a wrong root, and a root of positive numbers alone *)

From Coq Require Import ZArith QArith List Lia Lqa.
From Barriers Require Import OrderedFields Archimedean LinearSystems Lengths Recovery RecoveryBlocks RecoveryRestarts.
From Mutants Require AllRoots.
From Mutants Require Import Verdicts RefuteRecovery RefuteRecoveryBlocks.
Import ListNotations.

Canonical Structure Q_field.

(** ** The scale 0

    Without rows, for lambda = -1, thresholds move away from 0: z^1 is 1, which is no multiple 0 Z of a result.  The
    scale is 1/0 where the width is 0, or where eps_k + delta is 0; in the field that has all roots 1/0 is 0. *)

Section Scale.
Open Scope field_scope.
Context {K : ordered_field}.
Add Field K_f : (K_field K) (morphism (of_Q_morph K), constants [f_cst], setoid (K_setoid K) (K_ext K)).

Definition no_rows_at_all (i j : nat) : K := 0.
Definition no_data (i : nat) : K := 0.
Lemma no_result (theta : K) z0 Z : theta == 0 -> ~ block 0 1 no_rows_at_all (- (1)) 1 1 theta 1 no_data z0 Z.
Proof.
  intros T (z & u & Z0 & [_ It] & M). destruct (It 0%nat ltac:(lia)) as [Z1 _].
  specialize (Z0 0%nat ltac:(lia)). specialize (Z1 0%nat ltac:(lia)). specialize (M 0%nat ltac:(lia)).
  unfold mean in M. unfold soft_threshold in Z1. cbn [over below seq] in Z1, M. rewrite T in Z0, M.
  assert (O : z 1%nat 0%nat == 1).
  { destruct (lt_le_dec _ _) as [G | G]; [fra |]. exfalso. fra. }
  rewrite O in M. assert (N : number (K := K) 1 == 1) by reflexivity. unfold fdiv in M. rewrite N in M.
  assert (I : / (1 : K) * 1 == 1) by (apply (finv_left K), one_neq_zero). fra.
Qed.

Lemma scale_0 width delta upsilon eps0 k Z n : / (0 : K) == 0 -> (k < n)%nat ->
  width * (eps (K := K) delta upsilon eps0 k + delta) == 0 ->
  ~ restarts 0 1 no_rows_at_all (- (1)) width delta upsilon 1 eps0 1 no_data Z n.
Proof.
  intros I L E [_ R]. apply (no_result (theta width delta upsilon eps0 k) (Z k) (Z (S k))); [| apply R, L].
  unfold theta, fdiv. rewrite E, I. ring.
Qed.

(** What is assumed of the numbers. *)
Lemma positive_1 : 0 < (1 : K). Proof. fra. Qed.
Lemma nonnegative_0 : 0 <= (0 : K). Proof. fra. Qed.
Lemma positive_1_0 : 0 < (1 : K) + 0. Proof. fra. Qed.
Lemma nonnegative_0_0 : 0 <= (0 : K) + 0. Proof. fra. Qed.
Lemma positive_2_1 : 0 < (1 + 1 : K) + - (1). Proof. fra. Qed.
Lemma width_0 : (0 : K) * (eps (K := K) 0 1 1 0 + 0) == 0. Proof. ring. Qed.
Lemma eps_0 : (1 : K) * (eps (K := K) 0 1 0 0 + 0) == 0. Proof. cbn. ring. Qed.
Lemma upsilon_0 : (1 : K) * (eps (K := K) 0 0 1 1 + 0) == 0. Proof. cbn. ring. Qed.
Lemma delta_minus_1 : (1 : K) * (eps (K := K) (- (1)) 1 (1 + 1) 1 + - (1)) == 0. Proof. cbn. ring. Qed.

(** ** A root that is wrong below 1: for y = 1/2 the vector u^1 = -1/2 is made shorter *)

Definition wrong_below_1 (sqrt : K -> K) (a : K) : K := if lt_le_dec a 1 then 1 + 1 else sqrt a.
Definition unit_row (i j : nat) : K := 1.
Definition half_data (i : nat) : K := $(1 # 2).

Lemma no_threshold w : soft_threshold (1 * 0) w == (w : K).
Proof. unfold soft_threshold. destruct (lt_le_dec _ _); [fra |]. destruct (lt_le_dec _ _); fra. Qed.

Lemma shortened sqrt (w : nat -> K) : w 0%nat == - $(1 # 2) ->
  project 1 (wrong_below_1 sqrt) w 0%nat == - $(1 # 4).
Proof.
  intros W. unfold project, wrong_below_1, dot. cbn [below seq over].
  assert (E : w 0%nat * w 0%nat + 0 == $(1 # 4)) by (rewrite W; fra).
  destruct (lt_le_dec (w 0%nat * w 0%nat + 0) 1) as [G | G]; [| exfalso; fra].
  destruct (lt_le_dec 1 (1 + 1 : K)) as [H | H]; [| exfalso; fra].
  assert (I : / (1 + 1 : K) * (1 + 1) == 1) by (apply (finv_left K); fra). rewrite W. fra.
Qed.

Lemma unit_ball (w : nat -> K) : w 0%nat == - $(1 # 2) -> projection 1 w w.
Proof.
  intros W. split.
  - split; [fra |]. unfold dot. cbn [below seq over]. rewrite W. fra.
  - intros v _. unfold dot. rewrite over_zero; [apply le_refl |]. intros. ring.
Qed.

Lemma wrong_below sqrt : ~ restarts 1 1 unit_row 0 1 0 1 1 1 2 half_data
  (network 1 1 unit_row 0 1 0 1 1 1 2 half_data (wrong_below_1 sqrt)) 1.
Proof.
  intros [_ R]. destruct (R 0%nat ltac:(lia)) as (z & u & Z0 & [U0 It] & M). clear R.
  destruct (It 0%nat ltac:(lia)) as [Z1 P1]. destruct (It 1%nat ltac:(lia)) as [Z2 _]. clear It.
  specialize (Z0 0%nat ltac:(lia)). specialize (U0 0%nat ltac:(lia)). specialize (Z1 0%nat ltac:(lia)).
  specialize (Z2 0%nat ltac:(lia)). specialize (M 0%nat ltac:(lia)).
  assert (T : theta (K := K) 1 0 1 1 0 == 1).
  { unfold theta, fdiv. cbn [eps]. transitivity ((1 : K) * / 1); [apply fmul_proper; [reflexivity |]; apply finv_same;
    ring |].
    apply mult_inv_r, one_neq_zero. }
  cbn [network] in Z0, M. set (t := theta (K := K) 1 0 1 1 0) in *. clearbody t.
  rewrite no_threshold in Z1, Z2. cbn [over below seq] in Z1, Z2.
  assert (z1 : z 1%nat 0%nat == 0) by (rewrite Z1, Z0, U0; ring).
  assert (z0 : z 0%nat 0%nat == 0) by (rewrite Z0; ring).
  set (w := fun i => u 0%nat i + 1 * (image 1 unit_row (fun j => $2 * z 1%nat j - z 0%nat j) i - t * half_data i)) in *.
  assert (W : w 0%nat == - $(1 # 2)).
  { unfold w, image, unit_row, half_data. cbn [over below seq]. rewrite U0, z0, z1, T. fra. }
  pose proof (projection_unique 1 w _ _ P1 (unit_ball w W) 0%nat ltac:(lia)) as U1. rewrite W in U1.
  assert (z2 : z 2%nat 0%nat == $(1 # 2)) by (rewrite Z2, z1, U1; unfold unit_row; fra).
  unfold result, mean in M. cbn [over below seq] in M. rewrite z1, z2 in M.
  set (s := state 1 1 unit_row 0 (wrong_below_1 sqrt) 1 1 (fun i => t * half_data i) (fun j => t * 0)) in *.
  assert (s1 : fst (s 1%nat) 0%nat == 0).
  { unfold s. cbn [state fst]. rewrite no_threshold. cbn [over below seq]. unfold unit_row. ring. }
  assert (s2 : fst (s 2%nat) 0%nat == $(1 # 4)).
  { assert (v1 : snd (s 1%nat) 0%nat == - $(1 # 4)).
    { unfold s. cbn [state snd]. apply shortened. unfold image, unit_row, half_data. cbn [over below seq].
      rewrite no_threshold. cbn [over below seq]. rewrite T. unfold unit_row. fra. }
    unfold s in *. cbn [state] in *. cbn [fst snd] in *. rewrite no_threshold. cbn [over below seq]. rewrite v1.
    rewrite no_threshold. cbn [over below seq]. unfold unit_row. fra. }
  rewrite s1, s2 in M. assert (N : number (K := K) 2 * / number 2 == 1).
  { apply mult_inv_r. intros X. pose proof (number_positive (K := K) 2 ltac:(lia)). fra. }
  assert (N2 : number (K := K) 2 == $2) by reflexivity.
  assert (Tt : t * / t == 1) by (apply mult_inv_r; rewrite T; apply one_neq_zero).
  unfold fdiv in M. rewrite N2 in *. set (h := / $2) in *.
  assert (X : t * (/ t * ((0 + ($(1 # 4) + 0)) * h)) == $(1 # 4) * h).
  { transitivity (t * / t * ($(1 # 4) * h)); [ring | rewrite Tt; ring]. }
  rewrite X in M. fra.
Qed.
Lemma wrong_below_1_root sqrt : (forall a, 0 <= a -> 0 <= sqrt a /\ sqrt a * sqrt a == a) ->
  forall a : K, 1 <= a -> 0 <= wrong_below_1 sqrt a /\ wrong_below_1 sqrt a * wrong_below_1 sqrt a == a.
Proof. intros R a A. unfold wrong_below_1. destruct (lt_le_dec a 1) as [G | G]; [exfalso; fra | apply R; fra]. Qed.
End Scale.

(** ** The root 0

    For A = 1, lambda = 0, y = 2, and two iterations from 0: u^1 is -1, so z^2 = 1, and the mean is 1/2.  With the
    root 0 of everything u^1 is -2, and the mean is 1. *)

Definition one_one : nat -> nat -> K := matrix (K := K) [[1%Q]].
Definition no_root (a : K) : K := 0%Q.
Lemma wrong_root : ~ restarts (K := Q_field) 1 1 one_one 0%Q 1%Q 0%Q 1%Q 1%Q 1%Q 2 (of [2%Q])
  (network (K := Q_field) 1 1 one_one 0%Q 1%Q 0%Q 1%Q 1%Q 1%Q 2 (of [2%Q]) no_root) 1.
Proof.
  intros [_ R]. destruct (R 0%nat ltac:(lia)) as (z & u & Z0 & [U0 It] & M).
  destruct (It 0%nat ltac:(lia)) as [Z1 P1]. destruct (It 1%nat ltac:(lia)) as [Z2 _].
  specialize (Z0 0%nat ltac:(lia)). specialize (U0 0%nat ltac:(lia)). specialize (Z1 0%nat ltac:(lia)).
  specialize (Z2 0%nat ltac:(lia)). specialize (M 0%nat ltac:(lia)). clear R It.
  change (theta (K := Q_field) 1%Q 0%Q 1%Q 1%Q 0) with (1 * / (1 * (1 + 0)))%Q in *.
  set (n := network (K := Q_field) 1 1 one_one 0%Q 1%Q 0%Q 1%Q 1%Q 1%Q 2 (of [2%Q]) no_root) in *.
  assert (N0 : (n 0%nat 0%nat == 0)%Q) by (vm_compute; reflexivity).
  assert (N1 : (n 1%nat 0%nat == 1)%Q) by (vm_compute; reflexivity).
  clearbody n.
  change (z 0%nat 0%nat == 1 * / (1 * (1 + 0)) * n 0%nat 0%nat)%Q in Z0. change (u 0%nat 0%nat == 0)%Q in U0.
  change (z 1%nat 0%nat == soft_threshold (K := Q_field) (1 * 0)%Q (z 0%nat 0%nat - 1 * (1 * u 0%nat 0%nat + 0))%Q)%Q
    in Z1.
  change (z 2%nat 0%nat == soft_threshold (K := Q_field) (1 * 0)%Q (z 1%nat 0%nat - 1 * (1 * u 1%nat 0%nat + 0))%Q)%Q
    in Z2.
  change (1 * / (1 * (1 + 0)) * n 1%nat 0%nat == (z 1%nat 0%nat + (z 2%nat 0%nat + 0)) * / number (K := Q_field) 2)%Q
    in M.
  assert (S : forall w, (soft_threshold (K := Q_field) (1 * 0)%Q w == w)%Q).
  { intros w. unfold soft_threshold. in_Q. change (@lt_le_dec Q_field) with Qlt_le_dec.
    repeat destruct (Qlt_le_dec _ _); lra. }
  rewrite S in Z1, Z2.
  assert (P : projection (K := Q_field) 1
    (fun i => (u 0%nat i + 1 * (image 1 one_one (fun j => $2 * z 1%nat j - z 0%nat j) i - 1 * / (1 * (1 + 0)) * of
      [2%Q] i))%F)
    (of [-1 # 1]%Q)).
  { apply projection_1. right. right. split; [| reflexivity].
    change (u 0%nat 0%nat + 1 * ((1 * (2 * z 1%nat 0%nat - z 0%nat 0%nat) + 0) - 1 * / (1 * (1 + 0)) * 2) <= -1 # 1)%Q.
    rewrite Z1, Z0, U0, N0. vm_compute. discriminate. }
  pose proof (projection_unique (K := Q_field) 1 _ _ _ P1 P 0%nat ltac:(lia)) as U1.
  change (u 1%nat 0%nat == -1 # 1)%Q in U1. rewrite Z2, U1, Z1, Z0, U0, N0, N1 in M. vm_compute in M. discriminate M.
Qed.

Ltac refute_RecoveryRestarts_E2_network m :=
  let by_root_0 := (
    let h := fresh in
    pose proof (m Q_field 1%nat 1%nat one_one 0%Q 1%Q 0%Q 1%Q 1%Q 1%Q 2%nat (of [2%Q]) eq_refl ltac:(discriminate)
      eq_refl
      eq_refl no_root) as h;
    apply wrong_root, h;
    first
      [ let a := fresh in let b := fresh in intros a b; split; [discriminate |]; unfold no_root;
        first [exact b | transitivity a; [exact b | reflexivity]]
      | exists (-1 # 1)%Q; let b := fresh in intros b; exfalso; apply b; reflexivity ]) in
  let by_scale e k := (
    refine (scale_0 (K := AllRoots.union) _ _ _ _ k _ (S k) AllRoots.inverse_0 (le_n _) e _); apply m;
    first [ apply positive_1 | apply nonnegative_0 | apply positive_1_0 | apply nonnegative_0_0 | apply positive_2_1
          | exact AllRoots.sqrt_root ]) in
  first
    [ by_root_0 | by_scale (@width_0 AllRoots.union) 0%nat | by_scale (@eps_0 AllRoots.union) 0%nat
    | by_scale (@upsilon_0 AllRoots.union) 1%nat | by_scale (@delta_minus_1 AllRoots.union) 1%nat
    | refine (wrong_below (K := AllRoots.union) AllRoots.sqrt _); apply m;
      first [ apply positive_1 | apply nonnegative_0 | apply positive_1_0
            | exact (wrong_below_1_root AllRoots.sqrt AllRoots.sqrt_root) ] ].

(** ** The root of 0 does not matter *)

Section Roots.
Open Scope field_scope.
Context {K : ordered_field}.
Add Field K_f : (K_field K) (morphism (of_Q_morph K), constants [f_cst], setoid (K_setoid K) (K_ext K)).
Variables (m N : nat) (A : nat -> nat -> K) (lambda : K) (sqrt : K -> K).
Hypothesis sqrt_root : forall a, 0 < a -> 0 <= sqrt a /\ sqrt a * sqrt a == a.

Lemma projected (w : nat -> K) : projection m w (project m sqrt w).
Proof.
  unfold project. pose proof (dot_nonneg (below m) w) as D. set (d := dot (below m) w w) in *.
  destruct (lt_le_dec 0 d) as [P | P].
  - destruct (sqrt_root d P) as [R E]. apply projection_formula; assumption.
  - assert (W : forall i, In i (below m) -> w i == 0).
    { intros i Hi. pose proof (over_all_zero (below m) (fun i => w i * w i) (fun i _ => square_nonneg (w i)) P i Hi)
      as S.
      cbv beta in S. apply square_zero. rewrite S. apply le_refl. }
    set (n := sqrt d). clearbody n. set (v := fun i => if lt_le_dec 1 n then / n * w i else w i).
    assert (V : forall i, In i (below m) -> v i == 0).
    { intros i Hi. unfold v. destruct (lt_le_dec 1 n); rewrite (W i Hi); ring. }
    split.
    + apply (norm_same _ (fun _ => 0)); [intros i Hi; symmetry; apply V, Hi | apply norm_zero; fra].
    + intros x _. unfold dot. rewrite over_zero; [apply le_refl |]. intros i Hi. rewrite (W i Hi), (V i Hi). ring.
Qed.

Lemma network_restarts (width delta upsilon tau eps0 : K) p y : 0 < width -> 0 <= delta -> 0 < upsilon ->
  0 < eps0 + delta ->
  forall n, restarts m N A lambda width delta upsilon tau eps0 p y
    (network m N A lambda width delta upsilon tau eps0 p y sqrt) n.
Proof.
  intros W D U E n. split; [reflexivity |]. intros k _. cbn [network].
  assert (Th : 0 < theta width delta upsilon eps0 k).
  { unfold theta, fdiv. pose proof (eps_positive width delta upsilon eps0 W D U E k). apply mult_positive; [fra |].
    apply inverse_positive, mult_positive; assumption. }
  set (t := theta width delta upsilon eps0 k) in *. set (z0 := network m N A lambda _ _ _ _ _ _ _ _ k). clearbody t z0.
  set (st := state m N A lambda sqrt tau tau (fun i => t * y i) (fun j => t * z0 j)).
  exists (fun k => fst (st k)), (fun k => snd (st k)). split; [reflexivity |]. split; [split; [reflexivity |] |].
  - intros j _. unfold st. cbn [state]. destruct (state m N A lambda sqrt tau tau _ _ j) as [z u]. cbn [fst snd].
    split; [reflexivity | apply projected].
  - intros j _. assert (T : t * / t == 1) by (apply mult_inv_r; fra). unfold result. fold st.
    set (a := mean _ p j). transitivity (t * / t * a); [ring | rewrite T; ring].
Qed.
End Roots.

Ltac prove_RecoveryRestarts_E2_network := intros; apply network_restarts; assumption.
