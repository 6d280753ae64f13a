(** * Mutants of B2-B4 over fields

    Refuted by coins between the labels and a solution on T_0, by the point between the two, by what is right on all
    training sets where one hypothesis fails, and, where something is not asked to be an event, by the algorithm [look],
    with probabilities in a field that is not Archimedean (TrainingInstances.v). *)

From Coq Require Import QArith List Lqa Lia PeanoNat.
From Barriers Require Import OrderedFields Archimedean ProbabilitySpaces Algorithms GeneralAlgorithms GeneralFields.
From Barriers Require Import Entries Networks Minimisers Training TrainingFields.
From Barriers Require Import Vacuity VacuityNetworks VacuityTraining.
From Mutants Require Import Verdicts Facts Instances RefuteMinimisers RefuteFields RefuteTrainingFields
  AnyLevelTraining NonArchimedean.
From Mutants Require Import TrainingInstances SpelledCost.
From Mutants Require RefuteTraining.
Import ListNotations.
Open Scope Q_scope.

(** ** What the instances have to meet *)

Ltac number := vm_compute; first [reflexivity | discriminate].
Ltac met_here :=
  lazymatch goal with
  | |- cost_function_within _ _ _ _ =>
      first [exact (sup_cost_within (K := KQ) _) | exact RefuteTraining.exact_cost_within | exact spelled_cost_within]
  | |- (_ <= _ <= _)%F => split; number
  | |- (_ <= _ < _)%F => split; number
  | |- flt _ _ => number
  | |- fleq _ _ => number
  | |- _ => solve [fact]
  end.
Ltac impossible h := vm_compute in h; first [discriminate h | exact (h eq_refl)].

(** Word for word, but for numbers: conversion would evaluate solutions. *)
Ltac claimed p :=
  let T := type of p in
  lazymatch goal with |- @within_Xi _ ?d ?N ?a ?e ?r ?R ?al ?n ?v =>
    lazymatch T with @within_Xi _ ?d' ?N' ?a' ?e' ?r' ?R' ?al' ?n' ?v' =>
      constr_eq n n'; constr_eq v v'; unify d d'; unify N N'; unify r r'; unify a a'; unify e e'; unify al al'; exact p
    end
  end.
(** [h n]: what is said is right about input n. *)
Ltac claimed_of h :=
  lazymatch goal with |- within_Xi _ _ _ _ _ _ _ ?n _ => first [claimed (h n) | claimed halves_right] end.
Ltac says_met h :=
  lazymatch goal with
  | |- forall _ : nat, event _ _ => intros; apply says_event; claimed_of h
  | |- forall _ : nat, at_least _ _ _ => intros; apply says_right; claimed_of h
  | |- _ => met_here
  end.
Ltac look_met :=
  lazymatch goal with
  | |- forall _ : nat, event _ (ends_by _ _ (TrainingFields.answers _ _ _ ?i) (within_Xi _ _ _ ?e _ _ _ ?j)) =>
      unify e 0;
      first [constr_eq i O; constr_eq j 1%nat; apply look_member | constr_eq i 1%nat; constr_eq j O; apply look_limit]
  | |- exists _ : nat, event _ _ => exists O; apply look_0
  | |- forall _ : nat, at_least _ _ _ => exact (look_right _)
  | |- _ => met_here
  end.
Ltac concludes m := lazymatch type of m with fleq _ _ => impossible m end.
Ltac right_everywhere start :=
  let one := constr:([1%nat]) in
  first
    [ start 1%nat one 1 4%nat (@sup_cost KQ) halves right_on_one_input
    | start 2%nat one 0 4%nat (@sup_cost KQ) halves right_at_one_point
    | start 2%nat one 1 0%nat (@sup_cost KQ) (@nil Q) right_about_nothing
    | start 2%nat [3%nat] 1 5%nat (@sup_cost KQ) (labels (K := KQ) 5) right_about_5
    | start 2%nat one 1 4%nat RefuteTraining.no_cost halves right_for_no_cost
    | start 2%nat one 1 4%nat (@sup_cost KQ) halves right_if_1_more ].

Ltac refute_TrainingFields_B2_fields m :=
  let v0 := fresh "v0" in let V := fresh "V" in
  destruct B_solutions_are_there as [v0 V];
  let go alpha P A b :=
    (trained_at m
      (KQ ;; 2%nat ;; [3%nat] ;; 1 ;; 0 ;; 0 ;; 20%nat ;; @sup_cost KQ ;; FQ ;; P ;; alpha ;; A ;; b ;; tt)) in
  first
    [ specialize (m KQ 2%nat [1%nat] 1 0 0 4%nat (@sup_cost KQ)); met_by ltac:(fun _ => met_here) m;
      specialize (m rational_functions thin_space 0 (look _) (half_more (small : rational_functions)));
      met_by ltac:(fun _ => look_met) m; exact (more_than_half _ m eq_refl)
    | right_everywhere ltac:(fun d N a r R v h =>
        specialize (m KQ d N a 0 0 r R); met_by ltac:(fun _ => met_here) m;
        specialize (m FQ sure 0 (says (W := outcomes) v _) 1);
        met_by ltac:(fun _ => says_met h) m; concludes m)
    | go 0 fair (flips labels_20 v0) (1 # 2) | go 0 fair (flips labels_20 v0) 0
    | go (1 # 4) sure (says (W := outcomes) between_20) 1 | go 0 sure (says (W := outcomes) labels_20) 1 ].
Ltac refute_TrainingFields_B4_fields_below m :=
  let v0 := fresh "v0" in let V := fresh "V" in
  destruct B_solutions_are_there as [v0 V];
  let go alpha P A b := (trained_at m (KQ ;; 2%nat ;; [3%nat] ;; 1 ;; 20%nat ;; alpha ;; FQ ;; P ;; A ;; b ;; tt)) in
  first
    [ specialize (m KQ 2%nat [1%nat] 1 4%nat); met_by ltac:(fun _ => met_here) m;
      specialize (m 0 rational_functions thin_space (look _) (half_more (small : rational_functions)));
      met_by ltac:(fun _ => look_met) m; exact (more_than_half _ m eq_refl)
    | right_everywhere ltac:(fun d N a r R v h =>
        specialize (m KQ d N a r); met_by ltac:(fun _ => met_here) m;
        specialize (m 0 FQ sure (says (W := outcomes) v _) 1);
        met_by ltac:(fun _ => says_met h) m; concludes m)
    | go 0 fair (flips labels_20 v0) (1 # 2) | go 0 fair (flips labels_20 v0) 0
    | go (1 # 4) sure (says (W := outcomes) between_20) 1 | go 0 sure (says (W := outcomes) labels_20) 1 ].

(** For all a > 0, without anything about the widths, and for events that may be wider. *)
Ltac all_asked :=
  repeat match goal with h : (_ <= _ <= _)%F |- _ => destruct h end;
  first
    [ eassumption | lia | left; first [eassumption | apply below_quarter; eassumption] | right; eassumption
    | apply sup_cost_within | intros ? ?; assumption | intros ?; apply within_more; fra | fra ].
Ltac wider d N a close epshat r R :=
  lazymatch goal with
  | e : forall m : nat, event ?P (ends_by m _ _ ?H) |- _ =>
      eapply (no_algorithm_wider P H d N a close epshat r R) with (1 := e); all_asked
  end.
Ltac prove_TrainingFields_B2_fields :=
  first
    [ intros; exists FQ, sure, (@fzero _), (silent _), 0; intros; vm_compute; discriminate
    | intros K d N a close epshat r R; intros; wider d N a close epshat r R ].
Ltac prove_TrainingFields_B4_fields_below :=
  first
    [ intros; exists (@fzero _), FQ, sure, (silent _), 0; intros; vm_compute; discriminate
    | intros K d N a r; intros; wider d N a (@fzero K) (@fzero K) r (@sup_cost K) ].

Ltac prove_TrainingFields_B2_fields_admissible := intros K d a r; intros; apply admissible_any.
Ltac refute_TrainingFields_B4_fields_no_network m := specialize (m KQ); RefuteTraining.refute_Training_B4_no_network m.
Ltac prove_TrainingFields_B4_fields_no_network := intros K d N a r; intros; eapply unpredicted_any; eassumption.

(** ** B3 *)

Ltac coin_met v0 :=
  lazymatch goal with
  | |- Training.Xi _ _ _ _ _ _ _ _ => RefuteTraining.very v0
  | |- Pr _ _ _ => apply heads_probability; reflexivity
  | |- _ => met_here
  end.
(** At the training sets start; [v] solves input n, and is what the coin says but for heads. *)
Ltac coin_any_a m m1 m2 d N a e r R p q alpha v n V :=
  specialize (m KQ d N a 0 e r R); met_by ltac:(fun _ => met_here) m;
  let P := constr:(weighted p q 0 ltac:(repeat split; first [discriminate | reflexivity])) in
  specialize (m FQ P alpha heads v (fun _ _ => 0) n); met_by ltac:(fun _ => coin_met V) m; cbv zeta in m;
    destruct m as [m1 m2].
Ltac coin_at m m1 m2 d N e r R p q alpha v n V := coin_any_a m m1 m2 d N 1 e r R p q alpha v n V.
Ltac too_likely m b tac :=
  let h := fresh in let a := fresh in
  pose proof (m b) as h;
  lazymatch type of h with ?A -> _ => assert (a : A) by (clear m h; tac ()); specialize (h a); impossible h end.
Ltac refute_TrainingFields_B3_fields m :=
  let one := constr:([1%nat]) in let m1 := fresh "m" in let m2 := fresh "m" in
  let at_T_0 p q := (coin_at m m1 m2 2%nat one 0 4%nat (@sup_cost KQ) p q 0 halves O RefuteTraining.halves_at_0) in
  let few p q := (at_T_0 p q; apply (coin_no_more _ _ _ _ _ _ _ _ _ labels_wrong_0) in m1; impossible m1) in
  let many p q b :=
    (at_T_0 p q; too_likely m2 b ltac:(fun _ => apply coin_tails; [exact halves_right | discriminate])) in
  let both X Y := too_likely m2 1 ltac:(fun _ => apply coin_both; [exact X | exact Y | discriminate]) in
  first
    [ few (1 # 2) (1 # 2) | many (1 # 2) (1 # 2) (1 # 2) | few 1 0 | many 0 1 1 | many (1 # 3) (2 # 3) (2 # 3)
    | coin_at m m1 m2 2%nat one 0 4%nat (@sup_cost KQ) (1 # 2) (1 # 2) 0 (labels (K := KQ) 4) 1%nat
        (RefuteTraining.labels_right 1 (le_n 1));
      both (labels_right 1 (le_n 1)) (labels_right 1 (le_n 1))
    | coin_at m m1 m2 2%nat one 0 4%nat (@sup_cost KQ) (1 # 2) (1 # 2) (1 # 2) halves O RefuteTraining.halves_at_0;
      both RefuteTraining.labels_half_right
        (Training.Xi_accurate 2 one 1 0 4 sup_cost 0 (1 # 2) _ ltac:(discriminate) RefuteTraining.halves_at_0)
    | coin_at m m1 m2 2%nat [3%nat] 0 5%nat (@sup_cost KQ) (1 # 2) (1 # 2) 0 (labels (K := KQ) 5) O
        (RefuteTraining.labels_solve_5 0);
      both (right_about_5 0) (right_about_5 0)
    | coin_at m m1 m2 2%nat one 0 0%nat (@sup_cost KQ) (1 # 2) (1 # 2) 0 (@nil Q) O (RefuteTraining.nothing_solves 0);
      both (right_about_nothing 0) (right_about_nothing 0)
    | coin_at m m1 m2 2%nat one 0 4%nat RefuteTraining.no_cost (1 # 2) (1 # 2) 0 halves 1%nat
        (RefuteTraining.halves_for_no_cost 0);
      both RefuteTraining.labels_right_for_no_cost (right_for_no_cost 1)
    | coin_at m m1 m2 2%nat one (-1 # 1) 4%nat RefuteTraining.exact_cost (1 # 2) (1 # 2) 0 halves 1%nat
        RefuteTraining.halves_for_exact_cost;
      apply (coin_neither _ _ _ _ _ _ _ _ _ (RefuteTraining.nobody_for_exact_cost _)
        (RefuteTraining.nobody_for_exact_cost _)) in m1; impossible m1
    | coin_at m m1 m2 2%nat one 0 4%nat (@sup_cost KQ) (1 # 2) (1 # 2) 0 (labels (K := KQ) 4) O I;
      apply (coin_neither _ _ _ _ _ _ _ _ _ labels_wrong_0 labels_wrong_0) in m1; impossible m1
    | coin_any_a m m1 m2 2%nat one 0 0 4%nat spelled_cost (1 # 2) (1 # 2) 0 spelled 1%nat spelled_solves_0;
      apply (coin_neither _ _ _ _ _ _ _ _ _ labels_far spelled_far) in m1; impossible m1 ].
Ltac prove_TrainingFields_B3_fields :=
  intros K d N a close epshat r R;
  first
    [ intros H1 H2 H3 H4 H5 H6 H7; exists FQ, sure, (@fzero _), (fun _ => True), (@nil _), (fun _ _ => 0), O;
      exact (@B3_fields K d N a close epshat r R H1 H2 H3 H4 H5 H6 H7 FQ sure fzero (fun _ => True) (@nil _)
        (fun _ _ => 0) O)
    | intros; cbv zeta;
      lazymatch goal with p : Pr ?P ?H _ |- _ => eapply (coin_any P H d N a close epshat r R) with (1 := p) end;
      first [eassumption | lia | apply of_Q_le; discriminate | apply le_refl
            | repeat match goal with h : (_ <= _ <= _)%F |- _ => destruct h end; fra] ].

(** ** B4: the constant *)

(** With tiny print the labels are the only solution. *)
Lemma between_not_nearer alpha : alpha < 1 # 4 -> ~ @within_Xi KQ 2 [1%nat] 1 0 4 sup_cost alpha 1 (between 4).
Proof.
  intros L W. apply (RefuteTraining.between_not_nearer (fun _ _ => 0) alpha O L).
  constructor 2; [exact W | discriminate].
Qed.
Lemma somebody d N a e r R alpha n x :
  @within_Xi KQ d N a e r R alpha n x -> (1 <= d)%nat /\ N <> [] /\ Forall (le 1) N.
Proof. intros W. destruct (W 1 eq_refl) as (v & (phi & (H1 & H2 & H3 & _) & _) & _). auto. Qed.
Ltac refute_TrainingFields_B4_fields_constant m :=
  let h1 := fresh "h" in let h2 := fresh "h" in let h3 := fresh "h" in
  let at_ d N :=
    (specialize (m KQ d N 1 4%nat); met_by ltac:(fun _ => met_here) m;
      specialize (m (fun _ => True) unit tt (fun _ _ => 0) 1%nat);
     apply constantly_ends in m) in
  first
    [ at_ 2%nat [1%nat]; revert m; apply between_not_nearer; reflexivity
    | at_ 2%nat (@nil nat); destruct (somebody _ _ _ _ _ _ _ _ _ m) as (_ & h2 & _); exact (h2 eq_refl)
    | at_ 2%nat [0%nat]; destruct (somebody _ _ _ _ _ _ _ _ _ m) as (_ & _ & h3); inversion h3; lia
    | at_ 0%nat [1%nat]; destruct (somebody _ _ _ _ _ _ _ _ _ m) as (h1 & _); lia ].
Ltac prove_TrainingFields_B4_fields_constant :=
  intros K d N a r; intros; apply constantly_ends;
  apply between_within; first [assumption | lia | apply of_Q_le; discriminate | apply le_refl | fra].
