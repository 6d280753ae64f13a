(** * Mutants of B2, C1 and D for general algorithms

    B2: a coin between the labels and a prediction that solves the limit is right with probability 1/2.  C1: an algorithm
    that is right with probability 0. *)

From Coq Require Import QArith Qabs List Lqa Lia PeanoNat.
From Barriers Require Import OrderedFields Archimedean ProbabilitySpaces Algorithms Probability Computation.
From Barriers Require Import GeneralAlgorithms GeneralFamilies GeneralResults GeneralTrees.
From Barriers Require Networks Minimisers Training Digits Distances Sums Optimisation LinearPrograms.
From Barriers Require Import TrustBarriers.
From Barriers Require Import Vacuity VacuityNetworks VacuityComputation VacuityPrograms VacuityGeneral.
From Mutants Require Import Verdicts Facts RefuteComputation RefuteGeneral RefuteGeneralFamilies RefuteGeneralForks.
Import ListNotations.
Open Scope Q_scope.

(** ** B2 *)

Notation B2_solutions n := (@Training.Xi Q_archimedean 2 [3%nat] 1 0 20 Minimisers.sup_cost n).
Notation B2_right n := (accurate Training.max_metric 0 (B2_solutions n)).

Lemma B2_coin : exists v0 : Networks.vector Q_field, forall D o,
  (forall m, ProbabilitySpaces.event P (ends_by m (VacuityGeneral.toss D (Minimisers.labels 20) v0) o (B2_right O))) /\
  (forall n, at_least P (ends (VacuityGeneral.toss D (Minimisers.labels 20) v0) o (B2_right n)) (@of_Q Q_field (1 # 2))).
Proof.
  destruct coin_between_solutions as (v0 & V & _).
  assert (N : ~ B2_right O (Minimisers.labels 20)).
  { apply (Training.accurate_far _ _ (Training.kappa 0) 0 _
      (Training.Xi_apart 2 [3%nat] 1 0 0 20 Minimisers.sup_cost d_2 hidden_3 positive_3 a_1 r_20 cost_20 1 (le_n 1)));
      [reflexivity |]. apply labels_20, le_n. }
  pose proof (Training.Xi_accurate 2 [3%nat] 1 0 20 Minimisers.sup_cost) as Acc.
  exists v0. intros D o. split.
  - intros m. apply toss_by_event; [right; exact N | left; apply (Acc O 0 v0 (Qle_refl 0) V)].
  - intros [| n]; apply toss_half;
      [right; apply (Acc O 0 v0 (Qle_refl 0) V) | left; apply (Acc (S n) 0 _ (Qle_refl 0))].
    apply labels_20. lia.
Qed.

Ltac at_hand :=
  first
    [ exact d_2 | exact hidden_3 | exact positive_3 | exact a_1 | exact r_20 | exact cost_20 | exact eq_refl
    | exact weak_strong | exact strong_admitted | exact weak_admitted | exact strong_window | exact weak_window
    | exact none_further | exact strong_first | exact weak_first | exact (Qlt_le_weak _ _ weak_strong)
    | apply nothing_is_certain
    | match goal with h : _ |- _ => apply h end
    | lia | lra | vm_compute; discriminate | exact I ].
Ltac B2_at b :=
  lazymatch goal with
  | m : _ |- _ =>
      let v0 := fresh in let B := fresh in let E := fresh in let C := fresh in
      destruct B2_coin as (v0 & B);
      specialize (m 2%nat [3%nat] 1 0 0 20%nat Minimisers.sup_cost);
      repeat lazymatch type of m with
        | ?A -> _ => lazymatch type of A with Prop => let a := fresh in assert (a : A) by (clear m; at_hand); specialize (m a) end
        end;
      specialize (m 0 Q_field P (VacuityGeneral.toss _ (Minimisers.labels 20) v0) b);
      repeat lazymatch type of m with
        | 2 * 0 < _ -> _ => specialize (m eq_refl)
        | (forall k, ProbabilitySpaces.event _ _) -> _ => specialize (m (proj1 (B _ _)))
        | (exists k, ProbabilitySpaces.event _ _) -> _ => specialize (m (ex_intro _ O (proj1 (B _ _) O)))
        | (forall n, at_least _ _ _) -> _ =>
            first [ specialize (m (fun n => proj2 (B _ _) n)) | specialize (m (fun n => nothing_is_certain _ _)) ]
        end;
      vm_compute in m; first [discriminate m | apply m; reflexivity]
  end.
Ltac refute_GeneralResults_B2_general m :=
  first [ B2_at (@of_Q Q_field (1 # 2)) | B2_at (@fzero Q_field) | B2_at (@of_Q Q_field 5) ].
Ltac prove_GeneralResults_B2_general :=
  first
    [ exists 2%nat, [3%nat], 1, 0, 0, 20%nat, Minimisers.sup_cost; intros;
      eapply (B2_general 2 [3%nat] 1 0 0 20 Minimisers.sup_cost); eassumption
    | let D := fresh in let N := fresh in let H := fresh in let A := fresh in let R := fresh in let C := fresh in
      intros d' N' a close epshat r R' D N H A R C;
      first
        [ exists 0, Q_field, (faces 0), (follow _ says_nothing), 0; intros; vm_compute; discriminate ] ].

(** ** C1 *)

Ltac C1_at rest :=
  lazymatch goal with
  | m : _ |- _ =>
      specialize (m p O 1%nat 1%nat ones none strong weak 1%nat 1%nat);
      repeat lazymatch type of m with
        | ?A -> _ => lazymatch type of A with Prop => let a := fresh in assert (a : A) by (clear m; at_hand); specialize (m a) end
        end;
      specialize (m Q_field P (VacuityGeneral.toss _ nowhere nowhere)); rest m;
      vm_compute in m; first [discriminate m | apply m; reflexivity]
  end.
Ltac C1_hyps m :=
  repeat lazymatch type of m with
    | ?A -> _ =>
        lazymatch type of A with
        | Prop =>
            let a := fresh in
            assert (a : A) by (clear m; first
              [ intros l; apply toss_by_event; left; exact I
              | exists O; apply toss_by_event; left; exact I
              | apply (toss_one _ nowhere nowhere _ (fun _ => True) I I)
              | intros; apply nothing_is_certain
              | let w := fresh in let x := fresh in let read := fresh in intros w x read [_ ->]; intros ? ? [] ]);
            specialize (m a)
        end
    end.
Ltac refute_GeneralResults_C1_general_any m :=
  first [ C1_at ltac:(fun m => specialize (m (@fzero Q_field)); C1_hyps m)
        | C1_at ltac:(fun m => specialize (m (@of_Q Q_field 5)); C1_hyps m) ].
Ltac refute_GeneralResults_C1_general_halting m := refute_GeneralResults_C1_general_any m.
Ltac refute_GeneralResults_C1_general_levels m :=
  first [ C1_at ltac:(fun m => specialize (m O (@fzero Q_field)); cbv zeta in m; C1_hyps m)
        | C1_at ltac:(fun m => specialize (m O (@of_Q Q_field 5)); cbv zeta in m; C1_hyps m) ].
Ltac C1_somewhere := intros; exists Q_field, (faces 0), (follow _ says_nothing).
Ltac prove_GeneralResults_C1_general_any :=
  first [ exists p, O, 1%nat, 1%nat, ones, none, strong, weak, 1%nat, 1%nat; intros; eapply C1_general_any; eassumption
        | C1_somewhere; exists 0; intros; vm_compute; discriminate ].
Ltac prove_GeneralResults_C1_general_halting :=
  first [ exists p, O, 1%nat, 1%nat, ones, none, strong, weak, 1%nat, 1%nat; intros; eapply C1_general_halting; eassumption
        | C1_somewhere; exists 0; intros; vm_compute; discriminate ].
Ltac prove_GeneralResults_C1_general_levels :=
  first [ exists p, O, 1%nat, 1%nat, ones, none, strong, weak, 1%nat, 1%nat; intros; eapply C1_general_levels; eassumption
        | C1_somewhere; exists O, 0; cbv zeta; intros; vm_compute; discriminate ].

(** ** D *)

(** That top is positive follows from the bound on the distances of the members from the limit. *)
Lemma above_power n top : power (1 # 4) n < top -> 0 < top.
Proof. intros L. pose proof (quarter_positive n). lra. Qed.
Ltac prove_GeneralResults_D_general_lp :=
  first
    [ intros; apply D_general_lp; first [assumption | lia | lra | eapply above_power; eassumption]
    | exists 1%nat, 1%nat, 1, 1, 1%nat; intros; apply D_general_lp; assumption ].
Ltac prove_GeneralResults_D_general_linf :=
  first
    [ intros; apply D_general_linf; first [assumption | lia | lra | eapply above_power; eassumption]
    | exists 1%nat, 1%nat, 1, 1, 1%nat; intros; apply D_general_linf; assumption ].
