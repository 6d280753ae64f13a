(** * Mutants of E2's network: a wrong root, and a root of positive numbers alone *)

From Coq Require Import ZArith QArith List Lia Lqa.
From Barriers Require Import OrderedFields Archimedean LinearSystems Lengths Recovery RecoveryBlocks RecoveryRestarts.
From Mutants Require Import Verdicts RefuteRecovery RefuteRecoveryBlocks.
Import ListNotations.

Canonical Structure Q_field.

(** ** The root 0

    For A = 1, lambda = 0, y = 2, and two iterations from 0: u^1 is -1, so z^2 = 1, and the mean is 1/2.  With the root 0
    of everything u^1 is -2, and the mean is 1. *)

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
  change (z 1%nat 0%nat == soft_threshold (K := Q_field) (1 * 0)%Q (z 0%nat 0%nat - 1 * (1 * u 0%nat 0%nat + 0))%Q)%Q in Z1.
  change (z 2%nat 0%nat == soft_threshold (K := Q_field) (1 * 0)%Q (z 1%nat 0%nat - 1 * (1 * u 1%nat 0%nat + 0))%Q)%Q in Z2.
  change (1 * / (1 * (1 + 0)) * n 1%nat 0%nat == (z 1%nat 0%nat + (z 2%nat 0%nat + 0)) * / number (K := Q_field) 2)%Q in M.
  assert (S : forall w, (soft_threshold (K := Q_field) (1 * 0)%Q w == w)%Q).
  { intros w. unfold soft_threshold. in_Q. change (@lt_le_dec Q_field) with Qlt_le_dec.
    repeat destruct (Qlt_le_dec _ _); lra. }
  rewrite S in Z1, Z2.
  assert (P : projection (K := Q_field) 1
    (fun i => (u 0%nat i + 1 * (image 1 one_one (fun j => $2 * z 1%nat j - z 0%nat j) i - 1 * / (1 * (1 + 0)) * of [2%Q] i))%F)
    (of [-1 # 1]%Q)).
  { apply projection_1. right. right. split; [| reflexivity].
    change (u 0%nat 0%nat + 1 * ((1 * (2 * z 1%nat 0%nat - z 0%nat 0%nat) + 0) - 1 * / (1 * (1 + 0)) * 2) <= -1 # 1)%Q.
    rewrite Z1, Z0, U0, N0. vm_compute. discriminate. }
  pose proof (projection_unique (K := Q_field) 1 _ _ _ P1 P 0%nat ltac:(lia)) as U1.
  change (u 1%nat 0%nat == -1 # 1)%Q in U1. rewrite Z2, U1, Z1, Z0, U0, N0, N1 in M. vm_compute in M. discriminate M.
Qed.

Ltac refute_RecoveryRestarts_E2_network m :=
  let h := fresh in
  pose proof (m Q_field 1%nat 1%nat one_one 0%Q 1%Q 0%Q 1%Q 1%Q 1%Q 2%nat (of [2%Q]) eq_refl ltac:(discriminate) eq_refl
    eq_refl no_root) as h;
  apply wrong_root, h;
  first
    [ let a := fresh in let b := fresh in intros a b; split; [discriminate |]; unfold no_root;
      first [exact b | transitivity a; [exact b | reflexivity]]
    | exists (-1 # 1)%Q; let b := fresh in intros b; exfalso; apply b; reflexivity
    | idtac ].

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
    { intros i Hi. pose proof (over_all_zero (below m) (fun i => w i * w i) (fun i _ => square_nonneg (w i)) P i Hi) as S.
      cbv beta in S. apply square_zero. rewrite S. apply le_refl. }
    set (n := sqrt d). clearbody n. set (v := fun i => if lt_le_dec 1 n then / n * w i else w i).
    assert (V : forall i, In i (below m) -> v i == 0).
    { intros i Hi. unfold v. destruct (lt_le_dec 1 n); rewrite (W i Hi); ring. }
    split.
    + apply (norm_same _ (fun _ => 0)); [intros i Hi; symmetry; apply V, Hi | apply norm_zero; fra].
    + intros x _. unfold dot. rewrite over_zero; [apply le_refl |]. intros i Hi. rewrite (W i Hi), (V i Hi). ring.
Qed.

Lemma network_restarts (width delta upsilon tau eps0 : K) p y : 0 < width -> 0 <= delta -> 0 < upsilon -> 0 < eps0 + delta ->
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
