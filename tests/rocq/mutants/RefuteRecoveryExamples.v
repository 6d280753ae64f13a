(** * Mutants of E2's example: each number of it is asked whether another one would do

    The claims of the example are taken one by one.  A wrong one is refuted over the rational numbers, by computing or
    at a vector; the others are proved over every ordered field. *)

From Coq Require Import ZArith QArith List Lia Lqa Permutation.
From Barriers Require Import OrderedFields LinearSystems Lengths Recovery RecoveryBlocks RecoveryRestarts
  RecoveryExamples.
From Mutants Require Import Verdicts OtherInverses RefuteRecovery RefuteRecoveryRestarts.
Import ListNotations.

Canonical Structure Q_field.

(** ** What is wrong *)

(** A restart from 0 with 36 iterations goes elsewhere: by E1 the value at Z is at most 1/2 + (1/9 + 9)/36, and at 0 it
    is 1. *)
Lemma moves : ~ restarts (K := Q_field) 2 2 unit_entry (of_Q (K := Q_field) (1 # 2)) (of_Q (K := Q_field) (9 # 1)) 0%F
  (of_Q (K := Q_field) (1 # 2)) 1%F 1%F 36 first_unit (fun _ _ => 0%F) 1.
Proof.
  intros [_ R]. specialize (R 0%nat ltac:(lia)).
  apply (E1_scaled 2 2 unit_entry (of_Q (K := Q_field) (1 # 2)) _ _ _ _ _ _ _ first_unit (1 # 2)%Q) in R.
  - destruct R as [_ R]. absurd_by_computing R.
  - vm_compute; discriminate.
  - vm_compute; reflexivity.
  - vm_compute; reflexivity.
  - intros w. change ((1 # 1) * (1 # 1) * ((1 * w 0%nat + (0 * w 1%nat + 0)) * (1 * w 0%nat + (0 * w 1%nat + 0)) +
      ((0 * w 0%nat + (1 * w 1%nat + 0)) * (0 * w 0%nat + (1 * w 1%nat + 0)) + 0)) <=
      w 0%nat * w 0%nat + (w 1%nat * w 1%nat + 0))%Q. lra.
  - vm_compute; reflexivity.
  - lia.
  - split; vm_compute; discriminate.
Qed.

(** A vector, S, T, and r. *)
Ltac no_property P :=
  let at_ x S T r := (let h := fresh in pose proof (P x S T r) as h;
    specialize (h ltac:(first [apply Permutation_refl | exact (Permutation_app_comm S T)]) ltac:(vm_compute; lia));
    specialize (h ltac:(split; vm_compute; discriminate)); absurdity h) in
  first
    [ at_ (of [0; 1]%Q) [1%nat] [0%nat] 0%Q | at_ (of [0; 0; 1]%Q) [2%nat] [0%nat; 1%nat] 0%Q
    | at_ (of [1]%Q) [0%nat] [1%nat] 1%Q | at_ (of [0; 1]%Q) [0%nat] [1%nat] 1%Q ].

Ltac claim_falls h :=
  lazymatch type of h with
  | null_space_property _ _ _ _ _ _ _ => no_property h
  | parts _ _ _ =>
      let g := fresh in
      first [ apply Permutation_length in h; discriminate h
            | pose proof (Permutation_in 0%nat (Permutation_sym h) (or_introl eq_refl)) as g; cbn in g; lia
            | pose proof (Permutation_in 1%nat (Permutation_sym h) (or_intror (or_introl eq_refl))) as g; cbn in g;
                lia ]
  | forall w, _ =>
      let at_ w := (let g := fresh in pose proof (h w) as g; absurd_by_computing g) in
      first [at_ zero | at_ (of [1]%Q) | at_ (of [0; 1]%Q)]
  | restarts _ _ _ _ _ _ _ _ _ _ _ _ _ => exact (moves h)
  | _ => absurdity h
  end.
Ltac claims_fall m :=
  lazymatch type of m with
  | _ /\ _ => let a := fresh in destruct m as [a m]; first [claim_falls a | claims_fall m]
  | _ => claim_falls m
  end.
Ltac refute_RecoveryExamples_E2_example m :=
  first [ specialize (m Q_field); cbv zeta in m; claims_fall m
        | specialize (m (Q_with_inverse (-100 # 1)%Q)); cbv zeta in m; claims_fall m ].

(** ** What would do as well *)

Section Identity.
Open Scope field_scope.
Context {K : ordered_field}.
Add Field K_f : (K_field K) (morphism (of_Q_morph K), constants [f_cst], setoid (K_setoid K) (K_ext K)).

(** The identity with rows of zeros below. *)
Lemma tall_property m N s (root rho gamma : K) : (N <= m)%nat -> 0 < root -> 0 <= rho -> 1 <= gamma ->
  null_space_property m N unit_entry s root rho gamma.
Proof.
  intros L R P G x S T r Pa Le [r0 H]. apply (identity_property N s root rho gamma R P G x S T r Pa Le).
  split; [exact r0 |]. refine (le_trans _ _ _ _ H). unfold dot, below.
  replace m with (N + (m - N))%nat by lia. rewrite seq_app, over_app.
  pose proof (dot_nonneg (seq (0 + N) (m - N)) (image N unit_entry x)). unfold dot in *. fra.
Qed.
End Identity.

Ltac numbers :=
  repeat match goal with |- context [@number ?K ?n] =>
    let z := eval compute in (Z.of_nat n) in change (@number K n) with (@of_Q K (z # 1)) end.
Ltac claim :=
  lazymatch goal with
  | |- _ /\ _ => split; claim
  | |- null_space_property _ _ _ _ _ _ _ => apply tall_property; first [lia | fra]
  | |- parts _ _ _ => apply Permutation_refl
  | |- rows_at_most _ _ _ =>
      split; [fra | unfold dot, image, below, unit_entry, first_unit; simpl; fra]
  | |- (forall w : nat -> _, _) =>
      let w := fresh "w" in intros w; pose proof (square_nonneg (w 0%nat)); pose proof (square_nonneg (w 1%nat));
      pose proof (square_nonneg (w 2%nat)); unfold dot, image, below, unit_entry; simpl; fra
  | |- exists w : nat -> _, _ => exists (fun _ => 0%F); unfold dot, image, below, unit_entry; simpl; fra
  | |- restarts _ _ _ _ _ _ _ _ _ _ _ _ _ => split; [reflexivity | intros; lia]
  | |- context [@norm1 ?K _ _] => unfold norm1; simpl; unfold first_unit; simpl; pose proof (abs_spec (0 : K)); fra
  | H2 : (/ (1 - $(1 # 2)) == _)%F, H3 : (/ (1 - $(1 # 3)) == _)%F |- _ =>
      numbers; unfold big_C, big_D, fdiv; rewrite ?H2, ?H3; fra
  end.
Ltac prove_RecoveryExamples_E2_example :=
  let K := fresh "K" in intros K; cbv zeta;
  assert (/ (1 - $(1 # 2)) == ($2 : K))%F
    by (let I := fresh in assert (I : (/ (1 - $(1 # 2)) * (1 - $(1 # 2)) == (1 : K))%F) by (apply (finv_left K); fra);
      fra);
  assert (/ (1 - $(1 # 3)) == ($(3 # 2) : K))%F
    by (let I := fresh in assert (I : (/ (1 - $(1 # 3)) * (1 - $(1 # 3)) == (1 : K))%F) by (apply (finv_left K); fra);
      fra);
  claim.
