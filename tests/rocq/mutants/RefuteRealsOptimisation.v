(** * Mutants of C0_invariant over the real numbers: matrices that lengthen or kill *)

From Coq Require Import ZArith QArith Qreals Rbase Rbasic_fun Rfunctions R_sqrt Lra Lia PeanoNat.
From Barriers Require Import OrderedFields Archimedean RealField RealsOptimisation.
From Barriers Require Sums Optimisation.
From Mutants Require Import Verdicts.
Open Scope R_scope.

(** 0 is a minimiser where it is allowed: where the length of y is at most eta. *)
Lemma zero_minimal m N A (y : nat -> R) eta : 0 <= eta ->
  (real_minimiser m N A y (@Optimisation.P1 R_field eta) (fun _ => 0) <->
    @Sums.sum R_field m (fun i => y i * y i) <= eta * eta).
Proof.
  intros E. assert (L : misfit m N A y (fun _ => 0) = sqrt (@Sums.sum R_field m (fun i => y i * y i))).
  { unfold misfit. f_equal. apply (@Sums.sum_same R_field). intros i _.
    assert (Z : @Sums.sum R_field N (fun j => A i j * 0) = 0).
    { clear. induction N as [| n IH]; [reflexivity |]. simpl. rewrite IH. in_R. ring. }
    rewrite Z. in_R. ring. }
  simpl. unfold P1_minimiser. rewrite L. rewrite <- root_at_most by apply sum_squares. split; [tauto |].
  intros H. split; [tauto |]. intros x' _. unfold sum_abs. clear. induction N as [| n IH]; [apply Rle_refl |].
  refine (Rplus_le_compat _ _ _ _ IH _). rewrite Rabs_R0. apply Rabs_pos.
Qed.

Definition vanishing (_ _ : nat) : R := 0.
Definition first_row (i _ : nat) : R := match i with O => 1 | S _ => 0 end.
(** The columns are orthogonal, of length sqrt 2. *)
Definition stretching (i j : nat) : R := match i, j with 1%nat, 1%nat => -1 | _, _ => 1 end.
Definition first_unit (i : nat) : R := match i with O => 1 | _ => 0 end.
Definition difference (i : nat) : R := match i with O => 1 | 1%nat => -1 | _ => 0 end.

Ltac entries :=
  let k := fresh "k" in let l := fresh "l" in
  intros k l; destruct k as [| [| k]]; destruct l as [| [| l]]; intros; try (exfalso; lia);
     unfold vanishing; simpl; in_R; Lra.lra.

Ltac refute_RealsOptimisation_C0_invariant m :=
  let at_ k q eta y :=
    (specialize (m k 1%nat q (fun i _ => y i) y (@Optimisation.P1 R_field eta) (fun _ => 0));
     try (let h := fresh in
          match type of m with ?A -> _ => assert (h : A) by
            (clear m; first [ entries | exists 0%nat, 0%nat; intros; simpl; in_R; Lra.lra
                            | exists 0%nat, 1%nat; intros; simpl; in_R; Lra.lra]);
            specialize (m h) end);
     rewrite !zero_minimal in m by Lra.lra; unfold vanishing in m; simpl in m; in_R; Lra.lra) in
  first [ at_ 1%nat vanishing 0 first_unit | at_ 2%nat first_row 0 difference | at_ 2%nat stretching 1 first_unit ].

Ltac prove_RealsOptimisation_C0_invariant :=
  exists 0%nat, 0%nat, (fun _ _ => 0), (fun _ _ => 0), (fun _ => 0), (@Optimisation.P1 R_field 0), (fun _ => 0);
  apply C0_invariant.
