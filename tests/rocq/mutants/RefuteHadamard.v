(** * Refutations of mutants of E3: the matrices [I | 2^-k H] for k = 0 and k = 1, and vectors that show their norms *)

From Coq Require Import ZArith QArith List Lia Lqa Permutation.
From Barriers Require Import OrderedFields LinearSystems Lengths Recovery Isometries Hadamard.
From Mutants Require Import Verdicts RefuteRecovery.
Import ListNotations.

Canonical Structure Q_field.
Open Scope Q_scope.

(** ** The norm *)

(** What is computed is written as a number; the rest in the words of Q. *)
Ltac entries_in h :=
  unfold dot, image in h;
  repeat match type of h with
         | context [below ?n] => let v := eval vm_compute in (below n) in change (below n) with v in h
         end;
  cbn [over] in h;
  repeat match type of h with
         | context [@two_bases ?F ?m ?n ?c ?i ?j] =>
             let v := eval vm_compute in (@two_bases F m n c i j : Q) in change (@two_bases F m n c i j) with v in h
         end;
  repeat match type of h with
         | context [@of_Q ?F ?q] => let v := eval vm_compute in (@of_Q F q : Q) in change (@of_Q F q) with v in h
         end;
  cbv beta iota delta [fadd fmul fsub fopp feq fleq flt carrier Q_field fzero fone] in h.

Lemma square (q : Q) : 0 <= q * q.
Proof. nra. Qed.

(** Squares that show that a form is positive definite. *)
Ltac squares a c :=
  pose proof (square (a - (1 # 2) * c)); pose proof (square (a - c)); pose proof (square (a - (5 # 6) * c));
  pose proof (square (a - (5 # 3) * c)); pose proof (square c); pose proof (square a).
(** For k = 0 there are two entries. *)
Ltac definite_0 x P E :=
  entries_in P; entries_in E; clear - P E; squares (x 0%nat) (x 1%nat); squares (x 1%nat) (x 0%nat); lra.

Ltac refute_Hadamard_E3_norm m :=
  let at_ k l := (specialize (m K k); destruct m as [m _]; specialize (m (of l)); absurd_by_computing m) in
  let second k definite := (specialize (m K k); destruct m as [_ m]; let x := fresh "x" in let P := fresh in let E := fresh in
    destruct m as (x & P & E); definite x P E) in
  first
    [ at_ 1%nat [2; 0; -2 # 1; 2; 2; -2 # 1; 0; 2; 1; 0; 2; 2]
    | at_ 1%nat [0; -2 # 1; -1 # 1; -1 # 1; -2 # 1; 1; -1 # 1; 1; 0; -1 # 1; 1; -1 # 1]
    | at_ 1%nat [-2 # 1; -1 # 1; -1 # 1; 0; -1 # 1; -1 # 1; -1 # 1; -1 # 1]
    | at_ 1%nat [-3 # 1; -1 # 1; -1 # 1; -1 # 1; -2 # 1; -1 # 1; -2 # 1; -1 # 1] | at_ 0%nat [1; 1; 1] | at_ 0%nat [1; -1 # 1] | at_ 0%nat [0; 0] | second 0%nat definite_0 ].
