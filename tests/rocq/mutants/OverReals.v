(** * What follows from a theorem over R: by the linear arithmetic of R, and with objects made of real numbers

    The session about a theorem over R imports this; Verdicts.v alone knows rational numbers and ordered fields. *)

From Coq Require Import QArith List Lia Raxioms RIneq Rbasic_fun Lra.
From Barriers Require Import RealVacuity.
From Barriers Require Computation RealField.
From Mutants Require Import Verdicts.
Open Scope R_scope.

Ltac Verdicts.leaf ::=
  solve [ assumption | lia | Lra.lra | congruence | discriminate
        | eapply Forall_impl; [| eassumption]; cbv beta; intros; first [lia | Lra.lra] ].
Ltac Verdicts.inhabit ::=
  first [ exact 0%nat | exact 0%R | exact bool | exact two_points | exact sure | exact 0%Q | exact true | exact nil
        | exact (fun _ : Computation.fork => 0%nat) | exact True | known | intro; inhabit | constructor; inhabit ].
