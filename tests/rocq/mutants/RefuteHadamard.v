(** * Refutations of mutants of E3: the matrices [I | 2^-k H] for k = 0 and k = 1, and vectors that show their norms *)

From Coq Require Import ZArith QArith List Lia Lqa Permutation.
From Barriers Require Import OrderedFields LinearSystems Lengths Recovery Isometries Hadamard.
From Mutants Require Import Verdicts RefuteRecovery StrongerHadamardNorm.
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

(** For k = 1 the inner product of Ax with a shorter vector is less than 2 |x|^2, over any field. *)
Lemma third_smaller (F : ordered_field) : (0 <= / number (K := F) (3 ^ 1) /\ / number (K := F) (3 ^ 1)
  < / number (2 ^ 1))%F.
Proof.
  change (/ number (K := F) (3 ^ 1))%F with (/ of_Q (K := F) 3)%F.
  change (/ number (K := F) (2 ^ 1))%F with (/ of_Q (K := F) 2)%F.
  assert (A : (/ of_Q (K := F) 3 * of_Q 3 == 1)%F) by (apply (finv_left F); fra).
  assert (B : (/ of_Q (K := F) 2 * of_Q 2 == 1)%F) by (apply (finv_left F); fra). split; fra.
Qed.
Ltac opaquely tac := with_strategy opaque [Nat.pow Nat.mul number dot image two_bases of_Q] (tac ()).
Ltac either H E := cbv zeta in H; opaquely ltac:(fun _ => first [exact (proj1 H E) | exact (proj2 H E)]).
Ltac definite_1 m :=
  let F := fresh in assert (F : ordered_field) by exact Q_field;
  specialize (m F 1%nat); let x := fresh in let P := fresh in let E := fresh in destruct m as (_ & x & P & E);
  let short_is w :=
    let U := fresh in
    assert (U : (dot (below (2 ^ (2 * 1))) w w <= dot (below (2 * 2 ^ (2 * 1))) x x)%F)
      by (opaquely ltac:(fun _ => first [apply (image_few (K := F) 1) | apply (image_none (K := F) 1)]); vm_compute;
        lia);
    let S := fresh in pose proof (short (K := F) 1 w x U P) as S; either S E in
  lazymatch type of E with
  | feq (dot _ ?u ?v) _ =>
      first [ short_is u | short_is v
            | let S := fresh in
              pose proof (smaller_short (K := F) 1 x _ (proj1 (third_smaller F)) (proj2 (third_smaller F)) P) as S;
                either S E ]
  end.

(** For k = 0, |Ax|^2 = 2 x_0^2 would make the square root of 2 rational. *)
Lemma root_2 (n : nat) : forall a b : Z, (Z.abs b < Z.of_nat n)%Z -> (a * a = 2 * (b * b))%Z -> b = 0%Z.
Proof.
  induction n as [| n IH]; intros a b L E; [lia |].
  destruct (Z.Even_or_Odd a) as [[c C] | [c C]]; subst a; [| lia].
  assert (E' : (b * b = 2 * (c * c))%Z) by lia. destruct (Z.Even_or_Odd b) as [[d D] | [d D]]; [| lia].
  destruct (Z.eq_dec b 0) as [Z | Z]; [exact Z |].
  assert (c = 0)%Z; [| subst c; nia]. apply (IH b c); [| exact E'].
  assert (S1 : (c * c < b * b)%Z) by nia. destruct (Z.abs_spec c), (Z.abs_spec b); nia.
Qed.
Lemma no_root_2 (a b : Q) : a * a == 2 * (b * b) -> b == 0.
Proof.
  destruct a as [p q], b as [r s]. unfold Qeq. cbn [Qmult Qnum Qden]. intros E.
  assert (X : (r * Z.pos q = 0)%Z); [| nia].
  apply (root_2 (S (Z.abs_nat (r * Z.pos q))) (p * Z.pos s)%Z); [lia |]. rewrite !Pos2Z.inj_mul in E. lia.
Qed.
Ltac irrational x P E :=
  entries_in P; entries_in E; clear - P E;
  let a := constr:(x 0%nat : Q) in let b := constr:(x 1%nat : Q) in
  let Z := fresh in assert (Z : a == 0) by (apply (no_root_2 (a + b)); lra);
  let Y := fresh in assert (Y : b * b == 0) by (rewrite Z in E; lra); rewrite Z in P; lra.

Ltac refute_Hadamard_E3_norm m :=
  let at_ k l := (specialize (m K k); destruct m as [m _]; specialize (m (of l)); absurd_by_computing m) in
  let second k definite := (specialize (m K k); destruct m as [_ m];
    let x := fresh "x" in let P := fresh in let E := fresh in
    destruct m as (x & P & E); definite x P E) in
  first
    [ definite_1 m | at_ 1%nat [2; 0; -2 # 1; 2; 2; -2 # 1; 0; 2; 1; 0; 2; 2]
    | at_ 1%nat [0; -2 # 1; -1 # 1; -1 # 1; -2 # 1; 1; -1 # 1; 1; 0; -1 # 1; 1; -1 # 1]
    | at_ 1%nat [-2 # 1; -1 # 1; -1 # 1; 0; -1 # 1; -1 # 1; -1 # 1; -1 # 1]
    | at_ 1%nat [-3 # 1; -1 # 1; -1 # 1; -1 # 1; -2 # 1; -1 # 1; -2 # 1; -1 # 1] | at_ 0%nat [1; 1; 1] | at_ 0%nat [1;
      -1 # 1] | at_ 0%nat [0; 0] | second 0%nat definite_0 | second 0%nat irrational
    | specialize (m K 0%nat); destruct m as [_ m]; specialize (m (of [])); destruct m as [m _]; absurd_by_computing m ].
