(** * Refutations of mutants of E3's constants: numbers delta for which the two roots are rational *)

From Coq Require Import ZArith QArith List Lia Lqa Permutation.
From Barriers Require Import OrderedFields LinearSystems Lengths Recovery Isometries.
From Mutants Require Import Verdicts RefuteRecovery.
Import ListNotations.

Canonical Structure Q_field.
Open Scope Q_scope.

(** delta, w = sqrt (1 - delta^2), v = sqrt (1 + delta); delta = 336/625 < 4/sqrt 41 < 0.6311 < 0.6433 < 0.99 *)
Ltac refute_Isometries_constants_range m :=
  let at_ delta w v := falls m (K ;; delta ;; w ;; v ;; tt) in
  first
    [ at_ (336 # 625) (527 # 625) (31 # 25) | at_ (336 # 625) (-527 # 625) (31 # 25)
    | at_ (336 # 625) (527 # 625) (-31 # 25) | at_ (336 # 625) (1 # 100) (31 # 25) | at_ 0 1 1
    | at_ (118320 # 187489) (145439 # 187489) (553 # 433) | at_ (14280 # 22201) (16999 # 22201) (191 # 149)
    | at_ (840 # 841) (41 # 841) (41 # 29) ].

(** ** One column, A = 1; no row *)

Definition single : nat -> nat -> K := matrix (K := K) [[1]].
Lemma single_isometry (delta : K) (t : nat) : 0 <= delta -> isometry (K := Q_field) 1 1 single t delta.
Proof.
  intros D x S T _ _ _. change ((1 - delta) * (x O * x O + 0) <= (1 * x O + 0) * (1 * x O + 0) + 0 <= (1 + delta) * (x O * x O + 0))%Q.
  pose proof (Qmult_le_0_compat _ _ D (ltac:(nra) : 0 <= x O * x O)%Q). split; nra.
Qed.

Ltac met_E3 :=
  lazymatch goal with
  | |- isometry _ _ single _ _ => apply single_isometry; vm_compute; discriminate
  | |- _ => shown
  end.
Ltac refute_Isometries_E3_isometry m :=
  unfold null_space_property in m;
  let at_ A delta w v root r := falls_by ltac:(fun _ => met_E3) m (K ;; 1%nat ;; 1%nat ;; A ;; 1%nat ;; delta ;; w ;; v ;; root ;;
    of [1] ;; [0%nat] ;; (@nil nat) ;; r ;; tt) in
  first
    [ at_ single (336 # 625) (-527 # 625) (31 # 25) 1 1 | at_ single (336 # 625) (527 # 625) (-31 # 25) 1 1
    | at_ single (336 # 625) (1 # 100) (31 # 25) 1 1 | at_ single (336 # 625) (527 # 625) (1 # 100) 1 1
    | at_ (nothing (K := K)) (336 # 625) (527 # 625) (31 # 25) 1 0 | at_ single (840 # 841) (41 # 841) (41 # 29) 1 1 ].
