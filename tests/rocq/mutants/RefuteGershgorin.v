(** * Refutations of mutants of E3's isometries from inner products of columns: up to three columns in the plane *)

From Coq Require Import ZArith QArith List Lia Lqa Permutation.
From Barriers Require Import OrderedFields LinearSystems Lengths Recovery Isometries Hadamard.
From Mutants Require Import Verdicts RefuteRecovery.
Import ListNotations.

Canonical Structure Q_field.
Open Scope Q_scope.

(** The column 2, of length 2; 1; (1, 0) and (3/5, 4/5); the same and (0, 1); twice 1. *)
Definition long : nat -> nat -> K := matrix (K := K) [[2]].
Definition short : nat -> nat -> K := matrix (K := K) [[1]].
Definition slanted : nat -> nat -> K := matrix (K := K) [[1; 3 # 5]; [0; 4 # 5]].
Definition three : nat -> nat -> K := matrix (K := K) [[1; 0; 3 # 5]; [0; 1; 4 # 5]].
Definition twice : nat -> nat -> K := matrix (K := K) [[1; 1]].

(** Inner products are computed; an index that is too large says nothing. *)
Ltac small := intros [| [| [| ?]]] [| [| [| ?]]] ? ?; first [exfalso; lia | vm_compute; discriminate].
Ltac columns_shown :=
  lazymatch goal with
  | |- forall j : nat, In j [] -> _ => intros ? []
  | |- forall j l : nat, _ => small
  | |- exists j l : nat, _ => exists 7%nat, 7%nat; intros; exfalso; lia
  | |- _ => shown
  end.
Ltac columns_fall m vs := unfold isometry in m; falls_by ltac:(fun _ => columns_shown) m vs.

Ltac refute_Hadamard_E3_gershgorin m :=
  let at_ rows A N mu t x S := columns_fall m (K ;; rows ;; N ;; A ;; 0%Q ;; mu ;; t ;; of x ;; S ;; (@nil nat) ;;
    tt) in
  first
    [ at_ 1%nat long 1%nat 0 1%nat [1] [0%nat] | at_ 1%nat short 1%nat (-1 # 1) 2%nat [1] [0%nat]
    | at_ 2%nat slanted 2%nat (3 # 5) 2%nat [1; 1] [0%nat; 1%nat] ].

Definition two (j : nat) : bool := (j <? 2)%nat.
Ltac refute_Hadamard_E3_two_bases m :=
  let at_ rows A N mu x S := columns_fall m (K ;; rows ;; N ;; A ;; two ;; mu ;; 1%nat ;; of x ;; S ;; (@nil nat) ;;
    tt) in
  first
    [ at_ 1%nat long 1%nat 0 [1] [0%nat] | at_ 1%nat short 1%nat (-1 # 1) [1] [0%nat]
    | at_ 1%nat twice 2%nat 0 [1; 1] [0%nat; 1%nat]
    | at_ 2%nat three 3%nat (4 # 5) [3 # 5; 4 # 5; 1] [0%nat; 1%nat; 2%nat] ].
