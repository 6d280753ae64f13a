(** * What the theorems over R say is what those over an ordered field say at R

    35 of the 81 theorems over the real numbers are those over every ordered field, in the words of R.
      What holds of all
    fields is said of R, then; what is refuted over Q is not thereby refuted over R.  Here this is proved, of two kinds:

    - the two statements are the same proposition, once each word of R is replaced by the word for every ordered field
      ([same_statement], by [by_words]).  That both are true would not prove it;
    - where equality of vectors, or a conjunction among the hypotheses, is said in another way, the statements are gone
      through side by side, and are equivalent part by part ([same_meaning], by [by_meaning]).

    No theorem is used in the proofs, only what the definitions are, and that functions with the same values are the
      same
    (an axiom of the standard library's R).  The statements are not written again: they are the
    types of the theorems. *)

From Coq Require Import ZArith QArith Qreals List FunctionalExtensionality.
From Coq Require Import Raxioms RIneq Rbasic_fun Rfunctions Lra.
From Barriers Require Import OrderedFields Archimedean RealField.
From Barriers Require Networks Alternation Classification Instability StableNetwork Zigzag Precision Uncountability.
From Barriers Require Minimisers RandomPoints Training TrainingFields GeneralAlgorithms GeneralFields SharpnessFields.
From Barriers Require Sums Optimisation LinearPrograms.
From Barriers Require Reals RealsRandomPoints RealComputation RealSharpness RealTraining.
From Barriers Require RealsOptimisation RealsPrograms.
Import Reals.
Open Scope R_scope.

Ltac same_statement over_R over_fields := let r := type of over_R in let f := type of over_fields in exact (r = f).
Ltac same_meaning over_R over_fields := let r := type of over_R in let f := type of over_fields in exact (r <-> f).

(** ** Words of R, and the words for every ordered field *)

Lemma power_words : pow = @Precision.power R_archimedean.
Proof.
  apply functional_extensionality. intros x. apply functional_extensionality. intros n. apply power_abstract.
Qed.

Lemma Q2R_words : Q2R = @of_Q R_field.
Proof. apply functional_extensionality. intros q. symmetry. apply of_Q_real. Qed.

Lemma half_words (x : R) : x / 2 = @fmul R_field (of_Q (1 # 2)) x.
Proof. rewrite of_Q_real. unfold Q2R. simpl. lra. Qed.

Lemma coefficient_words : RealsOptimisation.real_coefficient = @Optimisation.coefficient R_field.
Proof.
  do 2 (apply functional_extensionality; intro). symmetry. apply RealsOptimisation.coefficient_real.
Qed.

Lemma all_equal {A} (P Q : A -> Prop) : (forall x, P x = Q x) -> (forall x, P x) = (forall x, Q x).
Proof. intros E. apply functional_extensionality in E. rewrite E. reflexivity. Qed.

Lemma admissible_words : RealComputation.real_admissible = @GeneralFields.answers_about R_archimedean.
Proof.
  do 2 (apply functional_extensionality; intro). unfold RealComputation.real_admissible, GeneralFields.answers_about.
  do 2 (apply all_equal; intro). rewrite <- RealComputation.Q2R_power, Q2R_words, Rabs_abstract. reflexivity.
Qed.

Ltac by_words := solve [ unfold separated_stable, norm, weights_at_most, bounded;
  rewrite ?relu_abstract, ?power_words, ?admissible_words; words; reflexivity ].

(** ** Parts that are equivalent *)

Lemma pieces_meaning h cuts : forall lo,
  pieces h lo cuts <-> @Networks.chain R_field (@Networks.affine_on R_field h) lo cuts None.
Proof.
  induction cuts as [| z cuts IH]; intros lo; simpl.
  - destruct lo; (split; [intros A; split; [exact I | exact A] | intros [_ A]; exact A]).
  - rewrite IH. destruct lo; reflexivity.
Qed.

Lemma equal_meaning (x y : list R) : x = y <-> @Networks.same R_archimedean x y.
Proof. symmetry. apply same_equal. Qed.

Lemma cost_meaning r close epshat C :
  cost_function_within r close epshat C <-> @Minimisers.cost_function_within R_archimedean r close epshat C.
Proof. apply cost_within_abstract. Qed.

Lemma right_meaning d N a epshat r C alpha n v :
  RealTraining.right d N a epshat r C alpha n v <-> @TrainingFields.within_Xi R_archimedean d N a epshat r C alpha n v.
Proof. apply RealTraining.right_abstract. Qed.

Lemma admitted_meaning p alpha : RealsOptimisation.real_admitted p alpha <-> @Optimisation.admitted R_field p alpha.
Proof. destruct p; simpl; RealsOptimisation.in_R; tauto. Qed.

(** ** Side by side *)

Lemma all_meaning {A} (P Q : A -> Prop) : (forall x, P x <-> Q x) -> (forall x, P x) <-> (forall x, Q x).
Proof. intros E. split; intros H x; apply E, H. Qed.

Lemma some_meaning {A} (P Q : A -> Prop) : (forall x, P x <-> Q x) -> (exists x, P x) <-> (exists x, Q x).
Proof. intros E. split; intros [x H]; exists x; apply E, H. Qed.

Lemma if_meaning (A A' B B' : Prop) : (A <-> A') -> (A -> (B <-> B')) -> (A -> B) <-> (A' -> B').
Proof. tauto. Qed.

Lemma and_meaning (A A' B B' : Prop) : (A <-> A') -> (B <-> B') -> (A /\ B) <-> (A' /\ B').
Proof. tauto. Qed.

Lemma or_meaning (A A' B B' : Prop) : (A <-> A') -> (B <-> B') -> (A \/ B) <-> (A' \/ B').
Proof. tauto. Qed.

Lemma iff_meaning (A A' B B' : Prop) : (A <-> A') -> (B <-> B') -> (A <-> B) <-> (A' <-> B').
Proof. tauto. Qed.

Lemma curried (A B C : Prop) : (A /\ B -> C) <-> (A -> B -> C).
Proof. tauto. Qed.

Lemma ends_meaning {D W M} (A : GeneralAlgorithms.general_algorithm D W M) o (G H : M -> Prop) w :
  (forall x, G x <-> H x) -> GeneralAlgorithms.ends A o G w <-> GeneralAlgorithms.ends A o H w.
Proof. intros E. do 2 (apply some_meaning; intro). apply and_meaning; [reflexivity | apply E]. Qed.

(** A hypothesis is kept for what comes after it: minimisers are the same for what is admitted. *)
Ltac side_by_side :=
  lazymatch goal with
  | |- (_ /\ _ -> _) <-> (_ /\ _ -> _) => apply if_meaning; [| intro]; side_by_side
  | |- (_ /\ _ -> _) <-> (_ -> _ -> _) => rewrite curried; side_by_side
  | |- _ /\ _ <-> _ /\ _ => apply and_meaning; side_by_side
  | |- _ \/ _ <-> _ \/ _ => apply or_meaning; side_by_side
  | |- (_ <-> _) <-> (_ <-> _) => apply iff_meaning; side_by_side
  | |- (?A -> ?B) <-> (_ -> _) => apply if_meaning; [| intro]; side_by_side
  | |- (forall x, _) <-> (forall x, _) => apply all_meaning; intro; side_by_side
  | |- ex _ <-> ex _ => apply some_meaning; intro; side_by_side
  | |- _ => solve
      [ reflexivity | apply cost_function_abstract | apply cost_meaning | apply solution_abstract | apply pieces_meaning
      | apply not_iff_compat, equal_meaning | apply ends_meaning; intro; apply right_meaning
      | apply RealsPrograms.solution_real | rewrite half_words; reflexivity
      | apply admitted_meaning | apply RealsOptimisation.pair_real
      | match goal with h : RealsOptimisation.real_admitted _ _ |- _ =>
          exact (RealsOptimisation.minimises_real _ _ _ _ _ _ _ _ _ h) end ]
  end.

Ltac by_meaning := solve [ cbv zeta;
  rewrite ?relu_abstract, ?training_set_abstract, ?predictions_abstract, ?coefficient_words; words;
  rewrite ?RealTraining.sup_cost_abstract; try setoid_rewrite RealTraining.input_abstract; side_by_side ].

(** ** Networks *)

Lemma A0_pieces : ltac:(same_meaning @Reals.A0_pieces (@Networks.A0_pieces R_field)).
Proof. by_meaning. Qed.

Lemma A0_continuous : ltac:(same_statement @Reals.A0_continuous (@Networks.A0_continuous R_field)).
Proof. by_words. Qed.

Lemma A1_well_separated :
  ltac:(same_statement @Reals.A1_well_separated (@Classification.A1_well_separated R_archimedean)).
Proof. by_words. Qed.

Lemma A1_closed_balls : ltac:(same_statement @Reals.A1_closed_balls (@Classification.A1_closed_balls R_archimedean)).
Proof. by_words. Qed.

Lemma A2_success : ltac:(same_statement @Reals.A2_success (@StableNetwork.A2_success R_archimedean)).
Proof. by_words. Qed.

Lemma A2_minimises : ltac:(same_meaning @Reals.A2_minimises (@Minimisers.A2_minimises R_archimedean)).
Proof. by_meaning. Qed.

Lemma A3_universal_instability :
  ltac:(same_statement @Reals.A3_universal_instability (@Instability.A3_universal_instability R_archimedean)).
Proof. by_words. Qed.

Lemma A3_one_vector : ltac:(same_statement @Reals.A3_one_vector (@Instability.A3_one_vector R_archimedean)).
Proof. by_words. Qed.

Lemma A3_breaks : ltac:(same_statement @Reals.A3_breaks (@Instability.A3_breaks R_archimedean)).
Proof. by_words. Qed.

Lemma A3_attained : ltac:(same_statement @Reals.A3_attained (@Zigzag.A3_attained R_archimedean)).
Proof. by_words. Qed.

Lemma A3_not_lowered : ltac:(same_statement @Reals.A3_not_lowered (@Zigzag.A3_not_lowered R_archimedean)).
Proof. by_words. Qed.

Lemma A4_many_perturbations :
  ltac:(same_statement @Reals.A4_many_perturbations (@Uncountability.A4_many_perturbations R_archimedean)).
Proof. by_words. Qed.

Lemma A4_many_functions :
  ltac:(same_statement @Reals.A4_many_functions (@Uncountability.A4_many_functions R_archimedean)).
Proof. by_words. Qed.

Lemma A4_one_certificate :
  ltac:(same_statement @Reals.A4_one_certificate (@Uncountability.A4_one_certificate R_archimedean)).
Proof. by_words. Qed.

Lemma A4_functions_differ :
  ltac:(same_meaning @Reals.A4_functions_differ (@Uncountability.A4_functions_differ R_archimedean)).
Proof. by_meaning. Qed.

Lemma A5_stable_network_exists :
  ltac:(same_statement @Reals.A5_stable_network_exists (@StableNetwork.A5_stable_network_exists R_archimedean)).
Proof. by_words. Qed.

Lemma A6_dimensions_must_grow :
  ltac:(same_statement @Reals.A6_dimensions_must_grow (@Instability.A6_dimensions_must_grow R_archimedean)).
Proof. by_words. Qed.

Lemma A6_accurate_and_stable :
  ltac:(same_statement @Reals.A6_accurate_and_stable (@Instability.A6_accurate_and_stable R_archimedean)).
Proof. by_words. Qed.

Lemma A7_separated : ltac:(same_statement @RealsRandomPoints.A7_separated (@RandomPoints.A7_separated R_archimedean)).
Proof. by_words. Qed.

Lemma A7_universal_instability : ltac:(same_statement @RealsRandomPoints.A7_universal_instability
  (@RandomPoints.A7_universal_instability R_archimedean)).
Proof. by_words. Qed.

Lemma A8_price_in_precision :
  ltac:(same_statement @Reals.A8_price_in_precision (@Precision.A8_price_in_precision R_archimedean)).
Proof. by_words. Qed.

Lemma A8_attained : ltac:(same_statement @Reals.A8_attained (@Precision.A8_attained R_archimedean)).
Proof. by_words. Qed.

(** ** Training *)

Lemma B0_error_at_least_half :
  ltac:(same_statement @Reals.B0_error_at_least_half (@Instability.B0_error_at_least_half R_archimedean)).
Proof. by_words. Qed.

Lemma B0_half_attained : ltac:(same_statement @Reals.B0_half_attained (@StableNetwork.B0_half_attained R_archimedean)).
Proof. by_words. Qed.

Lemma B1_separation : ltac:(same_meaning @Reals.B1_separation (@Minimisers.B1_separation R_archimedean)).
Proof. by_meaning. Qed.

Lemma B4_quarter : ltac:(same_meaning @Reals.B4_quarter (@Minimisers.B4_quarter R_archimedean)).
Proof. by_meaning. Qed.

Lemma B4_real_constant :
  ltac:(same_meaning @RealTraining.B4_real_constant (@TrainingFields.B4_fields_constant R_archimedean)).
Proof. by_meaning. Qed.

Lemma B4_real_no_network :
  ltac:(same_meaning @RealTraining.B4_real_no_network (@TrainingFields.B4_fields_no_network R_archimedean)).
Proof. by_meaning. Qed.

Lemma B5_error : ltac:(same_meaning @Reals.B5_error (@Minimisers.B5_error R_archimedean)).
Proof. by_meaning. Qed.

(** ** The constants of J and K; a metric of the standard library is one over the field R *)

Lemma J_real_sharp : ltac:(same_statement @RealSharpness.J_real_sharp
  (fun X => @SharpnessFields.J_fields_sharp R_archimedean _ (RealSharpness.metric_real X))).
Proof. by_words. Qed.

Lemma K_real_sharp : ltac:(same_statement @RealSharpness.K_real_sharp
  (fun X => @SharpnessFields.K_fields_sharp R_archimedean _ (RealSharpness.metric_real X))).
Proof. by_words. Qed.

(** ** Optimisation; what is fixed in the section over fields is in another order *)

Lemma C0_first : ltac:(same_meaning @RealsOptimisation.C0_first
  (fun p b g m N x alpha beta => @Optimisation.C0_first R_field p b g m N alpha beta x)).
Proof. by_meaning. Qed.

Lemma C0_second : ltac:(same_meaning @RealsOptimisation.C0_second
  (fun p b g m N x alpha beta => @Optimisation.C0_second R_field p b g m N alpha beta x)).
Proof. by_meaning. Qed.

Lemma C0_equal : ltac:(same_meaning @RealsOptimisation.C0_equal
  (fun p b g m N x alpha => @Optimisation.C0_equal R_field p b g m N alpha x)).
Proof. by_meaning. Qed.

Lemma D_solutions : ltac:(same_meaning @RealsPrograms.D_solutions
  (fun m N alpha beta y1 x A B Y => @LinearPrograms.D_solutions R_field m N alpha beta y1 A B Y x)).
Proof. by_meaning. Qed.
