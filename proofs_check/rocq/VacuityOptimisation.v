(** * That no theorem of OptimisationFields.v is empty

    The parameters of VacuityPrograms.v over the rational numbers, and the toss of VacuityGeneral.v. *)

From Coq Require Import QArith List Lqa Lia PeanoNat.
From Barriers Require Import OrderedFields Archimedean ProbabilitySpaces Algorithms Computation GeneralAlgorithms.
From Barriers Require Import Digits OptimisationFields.
From Barriers Require Import Vacuity VacuityGeneral VacuityPrograms.
Import ListNotations.
Open Scope Q_scope.

Local Notation K := Q_archimedean.
Local Notation F := Q_field.
Local Notation space := VacuityGeneral.P.

Lemma C1_fields_admissible_satisfiable : satisfiable @C1_fields_admissible.
Proof.
  exists K, 1%nat, 1%nat, ones, none, strong, weak, 1%nat, 1%nat, (le_n 1), (le_n 1), (Strong Limit), I. exact I.
Qed.
Lemma C1_fields_any_satisfiable : satisfiable @C1_fields_any.
Proof.
  exists K, p, O, 1%nat, 1%nat, ones, none, strong, weak, 1%nat, 1%nat.
  exists weak_strong, strong_admitted, strong_window, none_further, strong_first, F, space, (toss _ nowhere nowhere),
    fzero.
  proving (intros l; apply toss_by_event; left; exact I). exists (fun iota _ => nothing_is_certain _ _). exact I.
Qed.
Lemma C1_fields_halting_satisfiable : satisfiable @C1_fields_halting.
Proof.
  exists K, p, O, 1%nat, 1%nat, ones, none, strong, weak, 1%nat, 1%nat.
  exists weak_strong, strong_admitted, strong_window, none_further, strong_first, F, space, (toss _ nowhere nowhere),
    fzero.
  proving (intros l; apply toss_by_event; left; exact I).
  exists (toss_one _ nowhere nowhere _ (fun _ => True) I I), (fun iota _ => nothing_is_certain _ _). exact I.
Qed.
Lemma C1_fields_levels_satisfiable : satisfiable @C1_fields_levels.
Proof.
  exists K, p, O, 1%nat, 1%nat, ones, none, strong, weak, 1%nat, 1%nat.
  exists weak_admitted, weak_window, none_further, weak_first, F, space, (toss _ nowhere nowhere), O, fzero.
  proving (intros w x read [_ ->] k n []). exists (fun i => nothing_is_certain _ _). exact I.
Qed.
Lemma C1_fields_no_reading_satisfiable : satisfiable @C1_fields_no_reading.
Proof.
  exists K, p, O, 1%nat, 1%nat, ones, none, strong, weak, 1%nat, 1%nat.
  exists weak_strong, strong_admitted, weak_admitted, strong_window, weak_window, none_further, strong_first,
    weak_first.
  exists (Strong Limit), I. exact I.
Qed.
Lemma D_fields_lp_satisfiable : satisfiable @D_fields_lp.
Proof.
  exists K, 1%nat, 1%nat, 1, 1, 1%nat, one_positive, one_positive, (le_n 1), quarter_below_1, 2%nat,
    (le_S _ _ (le_n 1)).
  exact I.
Qed.
Lemma D_fields_linf_satisfiable : satisfiable @D_fields_linf.
Proof. exists K, 1%nat, 1%nat, 1, 1, 1%nat, one_positive, one_positive, (le_n 1), quarter_below_1. exact I. Qed.
