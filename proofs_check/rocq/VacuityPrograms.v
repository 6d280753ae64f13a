(** * That no theorem about minimisers, linear programs and what algorithms do with them is empty: C0, C1, D, T4, T5

    The instances: P3 with lambda = 1/2 and the parameters of C1 (K = 2), all matrices with b = 1 and no further
    columns; the program of D with alpha = y_1 = 1. *)

From Coq Require Import ZArith QArith Qabs List Lqa Lia PeanoNat.
From Barriers Require Import OrderedFields Algorithms Computation Sharpness Sums Optimisation Distances Entries Digits LinearPrograms.
From Barriers Require OrderedFields TrustBarriers TrustUndecidable.
From Barriers Require Import Vacuity.
Import ListNotations.
Open Scope Q_scope.

Local Notation F := OrderedFields.Q_field.

(** ** C0 *)

Definition p := @P3 F (1 # 2).
Definition none : nat -> Q := fun _ => 0.
Definition ones : nat -> Q := fun _ => 1.
Definition nowhere : vector := fun _ => 0.

Lemma admitted_1 : admitted p 1. Proof. repeat split. Qed.
Lemma none_below (top : Q) : 0 < top -> forall j : nat, 0 <= none j < top.
Proof. intros H j. split; [apply Qle_refl | exact H]. Qed.

Lemma C0_first_satisfiable : satisfiable @C0_first.
Proof.
  exists F, p, ones, none, 1%nat, 1%nat, 1, (3 # 4), nowhere. proving (split; [discriminate | reflexivity]).
  exists admitted_1, (none_below 1 eq_refl). exact I.
Qed.
Lemma C0_second_satisfiable : satisfiable @C0_second.
Proof.
  exists F, p, ones, none, 1%nat, 1%nat, (3 # 4), 1, nowhere. proving (split; [discriminate | reflexivity]).
  exists admitted_1, (none_below 1 eq_refl). exact I.
Qed.
Lemma C0_equal_satisfiable : satisfiable @C0_equal.
Proof. exists F, p, ones, none, 1%nat, 1%nat, 1, nowhere, admitted_1, (none_below 1 eq_refl). exact I. Qed.
Lemma C0_invariant_satisfiable : satisfiable @C0_invariant.
Proof.
  exists F, 2%nat, 2%nat, (fun i k => if (i =? k)%nat then 1 else 0). unshelve eexists.
  - intros [| [| k]] [| [| l]] Hk Hl; try lia; reflexivity.
  - exists p, (fun i k => 1), (fun _ => 1), nowhere. exact I.
Qed.
Lemma minimiser_decided_satisfiable : satisfiable @minimiser_decided.
Proof.
  exists F, p, 1, (3 # 4), ones, none, 1%nat, 1%nat, nowhere. exists (none_below 1 eq_refl).
  proving discriminate. proving discriminate. exists admitted_1. exact I.
Qed.

(** ** C1 *)

Definition strong := entry p 2.
Definition weak := entry p 1.

Lemma p_valid : valid p. Proof. split; [reflexivity | discriminate]. Qed.
Lemma weak_strong : weak < strong. Proof. reflexivity. Qed.
Lemma strong_admitted : admitted p strong. Proof. split; reflexivity. Qed.
Lemma weak_admitted : admitted p weak. Proof. split; reflexivity. Qed.
Lemma strong_window : in_window (tenth 2) (coefficient p strong). Proof. repeat split. Qed.
Lemma weak_window : in_window (tenth 1) (coefficient p weak). Proof. repeat split. Qed.
Lemma strong_first : power (1 # 4) 1 <= strong. Proof. discriminate. Qed.
Lemma weak_first : power (1 # 4) 1 <= weak. Proof. discriminate. Qed.
Definition none_further := none_below weak eq_refl.

Lemma nothing_attained {M} o (G : M -> Prop) t : probability_at_least o G 0 t.
Proof. intros e He. exists O. constructor 1. lra. Qed.

Lemma reads_nothing {M} o m (x y : M) : reads_to o m (coin x y).
Proof. apply reads_to_flip; apply reads_to_output. Qed.

Lemma C1_admissible_satisfiable : satisfiable @C1_admissible.
Proof.
  exists 1%nat, 1%nat, ones, none, strong, weak, 1%nat, 1%nat, (le_n 1), (le_n 1), (Strong Limit). exists I. exact I.
Qed.
Lemma C1_halting_satisfiable : satisfiable @C1_halting.
Proof.
  exists p, O, 1%nat, 1%nat, ones, none, strong, weak, 1%nat, 1%nat.
  exists weak_strong, strong_admitted, strong_window, none_further, (le_n 1), strong_first.
  exists (coin nowhere nowhere), 0, (coin_halts _ _ _), (fun iota _ => nothing_attained _ _ _). exact I.
Qed.
Lemma C1_any_satisfiable : satisfiable @C1_any.
Proof.
  exists p, O, 1%nat, 1%nat, ones, none, strong, weak, 1%nat, 1%nat.
  exists weak_strong, strong_admitted, strong_window, none_further, (le_n 1), strong_first.
  exists (coin nowhere nowhere), 0, (fun iota _ => nothing_attained _ _ _). exact I.
Qed.
Lemma C1_levels_satisfiable : satisfiable @C1_levels.
Proof.
  exists p, O, 1%nat, 1%nat, ones, none, strong, weak, 1%nat.
  exists weak_admitted, weak_window, none_further, (le_n 1), weak_first.
  exists (coin nowhere nowhere), O, 0, (reads_nothing _ _ _ _), (fun i => nothing_attained _ _ _). exact I.
Qed.
Lemma C1_fewer_digits_satisfiable : satisfiable @C1_fewer_digits.
Proof.
  exists p, O, 1%nat, 1%nat, ones, none, strong, weak, 1%nat, 1%nat.
  exists weak_strong, strong_admitted, weak_admitted, strong_window, none_further, (le_n 1), (le_n 1), strong_first.
  exists weak_first. exact I.
Qed.
Lemma C1_no_reading_satisfiable : satisfiable @C1_no_reading.
Proof.
  exists p, O, 1%nat, 1%nat, ones, none, strong, weak, 1%nat, 1%nat.
  exists weak_strong, strong_admitted, weak_admitted, strong_window, weak_window, none_further, strong_first,
    weak_first.
  exists (Strong Limit), (fun _ _ => 0). exists I. exact I.
Qed.
Lemma C1_parameters_satisfiable : satisfiable @C1_parameters.
Proof. exists p, O, p_valid. exact I. Qed.

Definition inverse_answers := fork_information (@inverse_evaluation Q_field 1 1 ones none strong).
Lemma inverse_answered iota : is_input 1 iota ->
  admissible (@inverse_evaluation Q_field 1 1 ones none strong iota) (inverse_answers iota).
Proof. apply (K_admissible _ 1 (le_n 1)). apply inverse_close. Qed.

Lemma C1_sharp_satisfiable : satisfiable @C1_sharp.
Proof.
  exists p, 1%nat, 1%nat, ones, none, strong, 1%nat, inverse_answers, 0, strong_admitted, (none_below strong eq_refl).
  exists strong_first, (le_n 1). proving discriminate. exists (Qle_refl 0), inverse_answered. exact I.
Qed.
Lemma reader_deterministic_satisfiable : satisfiable @reader_deterministic.
Proof. exists bool, O, 1%nat, true, false, O. exact I. Qed.
Lemma accurate_lp_exact_satisfiable : satisfiable @accurate_lp_exact.
Proof.
  exists 2%nat, 2%nat. proving repeat constructor. exists 0, (fun _ => True), nowhere, (Qle_refl 0), I. exact I.
Qed.
Lemma accurate_linf_satisfiable : satisfiable @accurate_linf.
Proof. exists 2%nat, 0, (fun _ => True), nowhere, (Qle_refl 0), I. exact I. Qed.
Lemma sup_ball_decided_satisfiable : satisfiable @sup_ball_decided.
Proof. exists F, 2%nat, nowhere, 1, nowhere. exact I. Qed.

(** ** D *)

Definition linear_evaluations : fork -> nat -> Q := @linear_evaluation F 1 1 1 1.
Definition linear_answers := fork_information linear_evaluations.
Lemma linear_answered iota : is_input 1 iota -> admissible (linear_evaluations iota) (linear_answers iota).
Proof. apply (K_admissible _ 1 (le_n 1)). apply linear_close. Qed.

Lemma quarter_below_1 : power (1 # 4) 1 < 1. Proof. reflexivity. Qed.
Lemma one_positive : 0 < 1. Proof. reflexivity. Qed.

Lemma D_solutions_satisfiable : satisfiable @D_solutions.
Proof. exists F, 1%nat, 1%nat, 1, (3 # 4), 1, one_positive, eq_refl, one_positive, nowhere. exact I. Qed.
Lemma D_lp_satisfiable : satisfiable @D_lp.
Proof.
  exists 1%nat, 1%nat, 1, 1, 1%nat, one_positive, one_positive, (le_n 1), quarter_below_1, 2%nat,
    (le_S _ _ (le_n 1)). exact I.
Qed.
Lemma D_linf_satisfiable : satisfiable @D_linf.
Proof. exists 1%nat, 1%nat, 1, 1, 1%nat, one_positive, one_positive, (le_n 1), quarter_below_1. exact I. Qed.
Lemma D_sharp_satisfiable : satisfiable @D_sharp.
Proof.
  exists 1%nat, 1%nat, 1, 1, 1%nat, one_positive, one_positive, quarter_below_1, (linf_metric 4), 0, linear_answers.
  exists (fun S x => accurate_linf 4 0 S x (Qle_refl 0)), linear_answered. exact I.
Qed.
Lemma optimal_decided_satisfiable : satisfiable @optimal_decided.
Proof. exists F, 1%nat, 1%nat, 1, (3 # 4), 1, nowhere, one_positive, eq_refl, one_positive. exact I. Qed.

(** ** T4, T5 *)

Lemma T4_regression_satisfiable : satisfiable @TrustBarriers.T4_regression.
Proof.
  exists p, 1%nat, 1%nat, ones, none, strong, 1%nat, strong_admitted, (none_below strong eq_refl), (le_n 1),
    strong_first.
  exact I.
Qed.
Lemma T4_program_satisfiable : satisfiable @TrustBarriers.T4_program.
Proof. exists 1%nat, 1%nat, 1, 1, 1%nat, one_positive, one_positive, (le_n 1), quarter_below_1. exact I. Qed.
Lemma T4_regression_sharp_satisfiable : satisfiable @TrustBarriers.T4_regression_sharp.
Proof.
  exists p, 1%nat, 1%nat, ones, none, strong, 1%nat, inverse_answers, strong_admitted, (none_below strong eq_refl),
    (le_n 1).
  exists strong_first, inverse_answered. exact I.
Qed.
Lemma T4_program_sharp_satisfiable : satisfiable @TrustBarriers.T4_program_sharp.
Proof.
  exists 1%nat, 1%nat, 1, 1, 1%nat, linear_answers, one_positive, one_positive, (le_n 1), quarter_below_1,
    linear_answered.
  exact I.
Qed.
Lemma T5_regression_satisfiable : satisfiable @TrustUndecidable.T5_regression.
Proof.
  exists F, 1, 0, 0, 1, one_positive, (Qle_refl 0), one_positive.
  proving (split; [discriminate | reflexivity]). proving reflexivity. exact I.
Qed.
Lemma T5_program_satisfiable : satisfiable @TrustUndecidable.T5_program.
Proof.
  exists F, 0, 1, 1. proving (split; [discriminate | reflexivity]). exists one_positive,
    one_positive.
  exact I.
Qed.
Lemma T5_sharp_satisfiable : satisfiable @TrustUndecidable.T5_sharp.
Proof. exists (fun _ => True), (fun _ _ _ => 0), O, (or_introl I). exact I. Qed.
