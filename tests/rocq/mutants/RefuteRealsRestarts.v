(** * Mutants of E1 and E2 over the real numbers: what follows from the theorem *)

From Coq Require Import Rbase Rbasic_fun Rfunctions R_sqrt Lra Lia List.
From Barriers Require Import OrderedFields RealField LinearSystems RealsRecovery.
From Mutants Require Import Verdicts.
Open Scope R_scope.

Ltac given :=
  first
    [ eassumption | split; Lra.lra | Lra.lra | lia
    | let z := fresh in intros z; match goal with D : forall _ : nat -> R, _ |- _ => specialize (D z); Lra.lra end ].

(** There is a matrix without rows and columns, and then a hypothesis is false. *)
Ltac prove_RealsRecovery_E1_block :=
  first
    [ exists 0%nat, 0%nat, 0%nat, (fun _ _ => 0), 0, 0, 0, (fun _ => 0); intros; exfalso; Lra.lra
    | intros;
      match goal with B : real_block ?m ?N ?p ?A ?lambda ?tau1 ?tau2 ?y ?theta ?z0 ?Z |- _ =>
        apply (E1_block m N p A lambda tau1 tau2 y); given end ].

Ltac prove_RealsRecovery_E2_distance :=
  first
    [ exists 0%nat, 0%nat, 0%nat, (fun _ _ => 0), 2, 0, 0, 0, (fun _ => 0), (fun _ => 0); intros; exfalso; Lra.lra
    | intros; exfalso; Lra.lra
    | intros;
      match goal with
      | P : real_null_space_property ?m ?N ?A ?s ?rho ?gamma,
        B : real_restarts _ _ _ ?lambda ?width ?y ?delta ?upsilon ?tau ?eps0 ?p ?z ?n
        |- context [objective _ _ _ _ _ ?x] =>
          apply (E2_distance m N s A rho gamma lambda width y x) with (tau := tau) (p := p); given
      end ].
