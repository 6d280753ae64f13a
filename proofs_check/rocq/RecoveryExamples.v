(** * E0 and E2 are not empty: parameters that satisfy their hypotheses

    The identity has the robust null space property of every order, with every rho >= 0 and gamma >= 1.  For two
    columns, s = 1, rho = 1/2, gamma = 1: C = 9/2, D = 7, lambda = 1/2, C^ = 9, upsilon = 1/2, tau = 1, p = 36;
    y = x = e_1. *)

From Coq Require Import ZArith QArith Lia PeanoNat List Permutation.
From Barriers Require Import OrderedFields LinearSystems Lengths Recovery RecoveryBlocks RecoveryRestarts.
Import ListNotations.
Open Scope field_scope.

Section Examples.
Context {K : ordered_field}.
Add Field K_f : (K_field K) (morphism (of_Q_morph K), constants [f_cst], setoid (K_setoid K) (K_ext K)).

Lemma identity_image (m : nat) (x : nat -> K) i : (i < m)%nat -> image m unit_entry x i == x i.
Proof. intros H. apply over_pick; [apply below_distinct | apply in_below, H]. Qed.

Lemma identity_property m s (root rho gamma : K) : 0 < root -> 0 <= rho -> 1 <= gamma ->
  null_space_property m m unit_entry s root rho gamma.
Proof.
  intros R P G x S T r Pa _ [r0 H]. apply (norm_le _ _ r).
  - assert (0 <= rho * / root * norm1 T x).
    { repeat apply mult_nonneg; [exact P | pose proof (inverse_positive root R); fra | apply norm1_nonneg]. }
    assert (0 <= (gamma - 1) * r) by (apply mult_nonneg; fra). unfold fdiv. fra.
  - split; [exact r0 |].
    assert (E : dot (below m) (image m unit_entry x) (image m unit_entry x) == dot (below m) x x).
    { apply dot_same; intros i Hi; apply in_below in Hi; apply identity_image, Hi. }
    rewrite E in H. pose proof (parts_over m S T (fun i => x i * x i) Pa) as D. pose proof (dot_nonneg T x).
    unfold dot in *. fra.
Qed.

Definition first_unit (j : nat) : K := if (j =? 0)%nat then 1 else 0.

Theorem E2_example : let rho : K := $(1 # 2) in let y := first_unit in
  0 < rho < 1 /\ null_space_property 2 2 unit_entry 1 1 rho 1 /\ 1 * 1 == number (K := K) 1 /\
  $(1 # 2) * big_D rho 1 * 1 <= big_C rho /\ big_C rho <= $9 * $(1 # 2) * 1 /\
  parts 2 [0%nat] [1%nat] /\ rows_at_most 2 (fun i => image 2 unit_entry y i - y i) 0 /\
  $2 * $(1 # 2) * norm1 [1%nat] y + $2 * 0 <= 0 /\
  (forall w : nat -> K, 1 * 1 * dot (below 2) (image 2 unit_entry w) (image 2 unit_entry w) <= dot (below 2) w w) /\
  $2 * $9 <= number (K := K) 36 * (1 * $(1 # 2)) /\ rows_at_most 2 y 1 /\
  restarts 2 2 unit_entry $(1 # 2) $9 0 $(1 # 2) 1 1 36 y (fun _ _ => 0) 0.
Proof.
  intros rho y. assert (H2 : / (1 - rho) == $2).
  { assert (I : / (1 - rho) * (1 - rho) == 1) by (apply (finv_left K); unfold rho; fra). unfold rho in *. fra. }
  assert (N1 : number (K := K) 1 == 1) by reflexivity.
  assert (N36 : number (K := K) 36 == $36) by reflexivity.
  assert (Id : forall w : nat -> K, dot (below 2) (image 2 unit_entry w) (image 2 unit_entry w) == dot (below 2) w w).
  { intros w. apply dot_same; intros i Hi; apply in_below in Hi; apply identity_image, Hi. }
  unfold big_C, big_D, fdiv. rewrite H2, N1, N36.
  split; [unfold rho; fra |]. split; [apply identity_property; unfold rho; fra |]. split; [ring |].
  split; [unfold rho; fra |]. split; [unfold rho; fra |]. split; [apply Permutation_refl |].
  split; [split; [fra |]; unfold dot; rewrite over_zero; [fra |]; intros i Hi; apply in_below in Hi;
    rewrite identity_image by exact Hi; ring |].
  split; [unfold norm1; simpl; unfold y, first_unit; simpl; pose proof (abs_spec (0 : K)); fra |].
  split; [intros w; rewrite Id; fra |]. split; [fra |].
  split; [split; [fra |]; unfold dot, y, first_unit; simpl; fra |].
  split; [reflexivity |]. intros k Hk. lia.
Qed.
End Examples.
