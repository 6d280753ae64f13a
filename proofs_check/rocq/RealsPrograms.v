(** * D in the words of the real numbers of the standard library

    The solutions of the linear programs of D among all real vectors; a sum of n terms is [Sums.sum n]. *)

From Coq Require Import ZArith Rbase Rbasic_fun Rfunctions R_sqrt Lra Lia PeanoNat.
From Barriers Require Import OrderedFields Archimedean RealField.
From Barriers Require Sums LinearPrograms.
Open Scope R_scope.

(** The first row is (alpha, beta, -1, 0, ...), row i >= 2 the unit vector e_{i+2}; rows and columns from 0. *)
Definition real_program_matrix (alpha beta : R) (i j : nat) : R :=
  match i, j with
  | 0%nat, 0%nat => alpha
  | 0%nat, 1%nat => beta
  | 0%nat, 2%nat => - 1
  | 0%nat, _ => 0
  | _, _ => if (j =? i - 1 + 3)%nat then 1 else 0
  end.

(** Ax = y_1 e_1, x >= 0, with m rows and N columns. *)
Definition real_feasible (m N : nat) (alpha beta y1 : R) (x : nat -> R) : Prop :=
  (forall j, (j < N)%nat -> 0 <= x j) /\
  forall i, (i < m)%nat -> Sums.sum N (fun j => real_program_matrix alpha beta i j * x j) =
    if (i =? 0)%nat then y1 else 0.

Definition real_solution (m N : nat) (alpha beta y1 : R) (x : nat -> R) : Prop :=
  real_feasible m N alpha beta y1 x /\
  forall x', real_feasible m N alpha beta y1 x' -> Sums.sum N x <= Sums.sum N x'.

Lemma feasible_real m N alpha beta y1 x : real_feasible (S m) (S (S (S N))) alpha beta y1 x <->
  @LinearPrograms.feasible R_field m N alpha beta y1 x.
Proof.
  assert (E : forall i j, real_program_matrix alpha beta i j = @LinearPrograms.program_matrix R_field alpha beta i j).
  { intros [| i] j; [destruct j as [| [| [| j]]]; reflexivity |]. simpl. rewrite Nat.sub_0_r.
    replace (S (i + 2)) with (i + 3)%nat by lia. reflexivity. }
  unfold real_feasible, LinearPrograms.feasible, Sums.times.
  assert (F : forall i, Sums.sum (S (S (S N))) (fun j => real_program_matrix alpha beta i j * x j) =
    @Sums.sum R_field (S (S (S N))) (fun j => fmul (LinearPrograms.program_matrix alpha beta i j) (x j))).
  { intros i. apply (@Sums.sum_same R_field). intros j _. rewrite E. reflexivity. }
  split; intros [P H]; (split; [exact P |]); intros i Hi; specialize (H i Hi).
  - etransitivity; [symmetry; apply F | rewrite H]. destruct i; reflexivity.
  - rewrite F. etransitivity; [exact H |]. destruct i; reflexivity.
Qed.

Lemma solution_real m N alpha beta y1 x : real_solution (S m) (S (S (S N))) alpha beta y1 x <->
  @LinearPrograms.optimal R_field m N alpha beta y1 x.
Proof.
  unfold real_solution, LinearPrograms.optimal. rewrite feasible_real. split; intros [F Min]; (split; [exact F |]);
    intros z Z; apply Min, feasible_real, Z.
Qed.

Theorem D_solutions m N alpha beta y1 x : 0 < alpha -> 0 < beta -> 0 < y1 ->
  real_solution (S m) (S (S (S N))) alpha beta y1 x <->
  exists u v, (forall j, (j < S (S (S N)))%nat -> x j = match j with 0%nat => u | 1%nat => v | _ => 0 end) /\
    0 <= u /\ 0 <= v /\ Rmax alpha beta * (u + v) = y1 /\ (alpha < beta -> u = 0) /\ (beta < alpha -> v = 0).
Proof.
  intros A B Y. pose proof (@LinearPrograms.D_solutions R_field m N alpha beta y1 A B Y x) as D.
  rewrite solution_real, D. split; intros (u & v & Eq & U & V & T & Z); exists u, v;
    (split; [intros j Hj; rewrite (Eq j Hj); destruct j as [| [| j]]; reflexivity |]);
    (split; [exact U |]); (split; [exact V |]); (split; [| exact Z]); revert T; simpl;
    destruct (Rlt_le_dec alpha beta); (rewrite Rmax_right by lra) || (rewrite Rmax_left by lra); tauto.
Qed.
