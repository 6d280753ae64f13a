(** * Mutants of E1 over the real numbers: what follows from the theorem *)

From Coq Require Import Rbase Rbasic_fun Rfunctions R_sqrt Lra Lia List.
From Barriers Require Import OrderedFields RealField LinearSystems RealsRecovery.
From Mutants Require Import Verdicts.
Open Scope R_scope.

Ltac given :=
  first
    [ eassumption | split; Lra.lra | Lra.lra | lia | apply Rmult_lt_0_compat; assumption
    | let z := fresh in intros z; match goal with D : forall _ : nat -> R, _ |- _ => specialize (D z); Lra.lra end ].

(** 2/b in place of 1/b *)
Lemma more a b p : (1 <= p)%nat -> 0 < b -> (a + 1 / b) / INR p <= (a + 2 / b) / INR p.
Proof.
  intros P B. apply Rinv_0_lt_compat in B. apply Rmult_le_compat_r; [| unfold Rdiv; lra].
  apply Rlt_le, Rinv_0_lt_compat, lt_0_INR. lia.
Qed.

(** There is a matrix without rows and columns, and then a hypothesis is false. *)
Ltac prove_RealsRecovery_E1_block :=
  first
    [ exists 0%nat, 0%nat, 0%nat, (fun _ _ => 0), 0, 0, 0, (fun _ => 0); intros; exfalso; Lra.lra
    | intros;
      match goal with B : real_block ?m ?N ?p ?A ?lambda ?tau1 ?tau2 ?y ?theta ?z0 ?Z |- _ =>
        first
          [ apply (E1_block m N p A lambda tau1 tau2 y); given
          | eapply Rle_trans; [apply (E1_block m N p A lambda tau1 tau2 y); given | apply more; given] ] end ].
