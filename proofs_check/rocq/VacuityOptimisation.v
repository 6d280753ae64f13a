(** * That no theorem of OptimisationFields.v and SharpnessFields.v is empty

    The parameters of VacuityPrograms.v over the rational numbers, and the toss of VacuityGeneral.v. *)

From Coq Require Import QArith List Lqa Lia PeanoNat.
From Barriers Require Import OrderedFields Archimedean ProbabilitySpaces Algorithms Computation GeneralAlgorithms.
From Barriers Require Import GeneralFields Digits OptimisationFields SharpnessFields.
From Barriers Require Entries LinearPrograms.
From Barriers Require Import Vacuity VacuityComputation VacuityGeneral VacuityFields VacuityPrograms.
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

(** ** SharpnessFields.v *)

Lemma J_fields_sharp_satisfiable : satisfiable @J_fields_sharp.
Proof.
  exists K, bool, two_points, jump_right, (fun _ => o0), 0, false, true.
  proving (intros n Hn; apply exactly; destruct n; [lia | reflexivity]).
  exists (exactly (jump_right O) true eq_refl), O. exact I.
Qed.

Definition fork_known_by := @fork_answers K fork a_fork (fun iota => iota) fork_index.
Lemma fork_known_about iota : is_input 1 iota -> answers_about (a_fork iota : nat -> K) (fork_known_by iota).
Proof. intros _. exact (K_fields_admissible fork a_fork (fun iota => iota) fork_index 1 member_fork (le_n 1)
  fork_close iota). Qed.

Lemma K_fields_sharp_satisfiable : satisfiable @K_fields_sharp.
Proof.
  exists K, bool, two_points, a_fork, fork_right, 0, 1%nat, fork_known_by, true, false, O, 1%nat, fork_known_about.
  exists (fun n _ => exactly (fork_right (Member One n)) true eq_refl).
  exists (fun n _ => exactly (fork_right (Member Two n)) false eq_refl).
  exists (exactly (fork_right Limit) true I), (exactly (fork_right Limit) false I).
  exists (fun n _ => quarter_positive n), (fun n _ => quarter_positive n). exact I.
Qed.

Lemma C1_fields_fewer_digits_satisfiable : satisfiable @C1_fields_fewer_digits.
Proof.
  exists K, p, O, 1%nat, 1%nat, ones, none, strong, weak, 1%nat, 1%nat.
  exists weak_strong, strong_admitted, weak_admitted, strong_window, none_further, strong_first, weak_first. exact I.
Qed.

(** What C1 knows of the strong family, and what D knows. *)
Lemma strong_known iota : is_input 1 iota -> answers_about (@inverse_evaluation K 1 1 ones none strong iota)
  (OptimisationFields.fork_oracle (@inverse_evaluation K 1 1 ones none strong) iota).
Proof. apply (fork_oracle_answers _ 1 (le_n 1)). intros i n k _. apply inverse_distance. Qed.
Lemma program_known iota : is_input 1 iota -> answers_about (@LinearPrograms.linear_evaluation K 1 1 1 1 iota)
  (OptimisationFields.fork_oracle (@LinearPrograms.linear_evaluation K 1 1 1 1) iota).
Proof.
  apply (fork_oracle_answers _ 1 (le_n 1)). intros i n k _. apply (@Entries.evaluation_close K).
  apply LinearPrograms.program_depends.
Qed.

Lemma C1_fields_sharp_satisfiable : satisfiable @C1_fields_sharp.
Proof.
  exists K, 1%nat, 1%nat, strong, 1%nat, p, ones, none, (OptimisationFields.fork_oracle (@inverse_evaluation K 1 1 ones
    none strong)), 0.
  exists strong_admitted, (none_below strong eq_refl), strong_first. proving discriminate.
  exists (Qle_refl 0), strong_known. exact I.
Qed.
Lemma D_fields_sharp_satisfiable : satisfiable @D_fields_sharp.
Proof.
  exists K, 1%nat, 1%nat, 1, 1%nat, 1, (@linf_over K 4), (OptimisationFields.fork_oracle
    (@LinearPrograms.linear_evaluation K 1 1 1 1)), 0.
  exists one_positive, one_positive, quarter_below_1. unshelve eexists.
  { intros S x H e He. exists x. split; [exact H |]. split; [in_Q; lra |]. intros j _. apply abs_le_condition.
    in_Q. lra. }
  exists program_known. exact I.
Qed.
