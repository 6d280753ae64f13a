(** * Mutants of B2 and B4 over fields: coins between the labels and a solution on T_0, and the point between the two

    The training sets of VacuityNetworks.v, with the sup cost. *)

From Coq Require Import QArith List Lqa Lia PeanoNat.
From Barriers Require Import OrderedFields Archimedean ProbabilitySpaces Algorithms Probability.
From Barriers Require Import GeneralAlgorithms GeneralFields TrainingFields.
From Barriers Require Networks Minimisers Training.
From Barriers Require Import Vacuity VacuityNetworks VacuityTraining.
From Barriers Require VacuityGeneral VacuityFields.
From Mutants Require Import Verdicts Facts RefuteFields.
Import ListNotations.
Open Scope Q_scope.

Notation within_20 := (@within_Xi KQ 2 [3%nat] 1 0 20 Minimisers.sup_cost).
Notation labels_20 := (@Minimisers.labels KQ 20).
Notation between_20 := (@Minimisers.between KQ 20).
Notation answers_20 := (@answers KQ 2 1 20).

Lemma known_at n v0 : @Training.Xi KQ 2 [3%nat] 1 0 20 Minimisers.sup_cost O v0 ->
  dec (within_20 0 n labels_20) /\ dec (within_20 0 n v0) /\ (within_20 0 n labels_20 \/ within_20 0 n v0).
Proof. exact (known_20 n v0). Qed.
Lemma coin_event D m v0 : @Training.Xi KQ 2 [3%nat] 1 0 20 Minimisers.sup_cost O v0 ->
  event fair (ends_by m (flips labels_20 v0 D) (answers_20 0) (within_20 0 0)).
Proof.
  intros V. destruct (known_at 0 v0 V) as (L & X & _).
  apply weighted_event; apply ask_ends_dec; cbn [hits]; assumption.
Qed.
Lemma coin_right D n v0 : @Training.Xi KQ 2 [3%nat] 1 0 20 Minimisers.sup_cost O v0 ->
  at_least fair (ends (flips labels_20 v0 D) (answers_20 n) (within_20 0 n)) (1 # 2).
Proof.
  intros V. destruct (known_at n v0 V) as (_ & _ & [X | X]).
  - apply (weighted_reach _ _ _ _ _ true false false); [intros _; apply ask_ends; exact X | apply reach_no.. | discriminate].
  - apply (weighted_reach _ _ _ _ _ false true true); [apply reach_no | intros _; apply ask_ends; exact X.. | discriminate].
Qed.
Lemma labels_event D m v0 : @Training.Xi KQ 2 [3%nat] 1 0 20 Minimisers.sup_cost O v0 ->
  event sure (ends_by m (says labels_20 D) (answers_20 0) (within_20 0 0)).
Proof.
  intros V. destruct (known_at 0 v0 V) as (L & _). apply weighted_event; apply ask_ends_dec; exact L.
Qed.
Lemma labels_right D v0 : @Training.Xi KQ 2 [3%nat] 1 0 20 Minimisers.sup_cost O v0 ->
  at_least sure (ends (says labels_20 D) (answers_20 1) (within_20 0 1)) 1.
Proof.
  intros V. assert (X : within_20 0 1 labels_20).
  { intros e He. exists labels_20. split; [exact (VacuityGeneral.labels_20 1 (le_n 1)) |]. split; [reflexivity |].
    apply Minimisers.distance_le; [reflexivity | in_Q; lra |]. induction labels_20; constructor; [apply abs_le_condition; in_Q; lra | assumption]. }
  apply (weighted_reach _ _ _ _ _ true false false); [intros _; apply ask_ends; exact X | apply reach_no.. | discriminate].
Qed.
Lemma between_near n : within_20 (1 # 4) n between_20.
Proof.
  apply (constantly_ends (D := fun _ => True) (W := unit) between_20 (fun _ _ => 0) _ tt).
  exact (@B4_fields_constant KQ 2 [3%nat] 1 20 d_2 hidden_3 positive_3 a_1 r_20 (fun _ => True) unit tt (fun _ _ => 0) n).
Qed.
Lemma between_event D m : event sure (ends_by m (says between_20 D) (answers_20 0) (within_20 (1 # 4) 0)).
Proof. apply weighted_event; apply ask_ends_dec; left; apply between_near. Qed.
Lemma between_right D n : at_least sure (ends (says between_20 D) (answers_20 n) (within_20 (1 # 4) n)) 1.
Proof.
  apply (weighted_reach _ _ _ _ _ true false false); [intros _; apply ask_ends; apply between_near | apply reach_no.. | discriminate].
Qed.
Lemma nothing_sure (A : outcomes -> Prop) : at_least fair A 0. Proof. apply (VacuityGeneral.nothing_is_certain fair). Qed.

Ltac trained :=
  lazymatch goal with
  | |- flt _ _ => vm_compute; first [reflexivity | discriminate]
  | |- fleq _ _ => vm_compute; first [reflexivity | discriminate]
  | |- forall _ : nat, event _ _ => intros; first [eapply coin_event; eassumption | eapply labels_event; eassumption | apply between_event]
  | |- forall _ : nat, at_least _ _ _ => intros; first [eapply coin_right; eassumption | apply between_right | apply nothing_sure]
  | |- exists _ : nat, at_least _ _ _ => exists 1%nat; eapply labels_right; eassumption
  | |- event _ _ => fail
  | |- at_least _ _ _ => fail
  | |- _ => first [exact d_2 | exact hidden_3 | exact positive_3 | exact a_1 | exact r_20 | exact cost_20]
  end.
Ltac trained_at m vs :=
  let T := type of m in
  lazymatch T with
  | _ /\ _ => let a := fresh in let b := fresh in destruct m as [a b]; first [trained_at b vs | trained_at a vs]
  | ex _ => let x := fresh "x" in destruct m as [x m]; lazymatch vs with _ ;; ?rest => trained_at m rest end
  | ?A -> ?B =>
      lazymatch type of A with
      | Prop => let a := fresh in assert (a : A) by (clear m; solve [trained]); specialize (m a); clear a; trained_at m vs
      | _ => lazymatch vs with ?v ;; ?rest => given_to m v; trained_at m rest end
      end
  | forall x, _ => lazymatch vs with ?v ;; ?rest => given_to m v; trained_at m rest end
  | _ => absurd_here m
  end.

Ltac refute_TrainingFields_B2_fields m :=
  let v0 := fresh "v0" in let V := fresh "V" in
  destruct B_solutions_are_there as [v0 V];
  let go alpha P A b := (trained_at m (KQ ;; 2%nat ;; [3%nat] ;; 1 ;; 0 ;; 0 ;; 20%nat ;; @Minimisers.sup_cost KQ ;; FQ ;; P ;; alpha ;; A ;; b ;; tt)) in
  first
    [ go 0 fair (flips labels_20 v0) (1 # 2) | go 0 fair (flips labels_20 v0) 0
    | go (1 # 4) sure (says (W := outcomes) between_20) 1 | go 0 sure (says (W := outcomes) labels_20) 1 ].
Ltac refute_TrainingFields_B4_fields_below m :=
  let v0 := fresh "v0" in let V := fresh "V" in
  destruct B_solutions_are_there as [v0 V];
  let go alpha P A b := (trained_at m (KQ ;; 2%nat ;; [3%nat] ;; 1 ;; 20%nat ;; alpha ;; FQ ;; P ;; A ;; b ;; tt)) in
  first
    [ go 0 fair (flips labels_20 v0) (1 # 2) | go 0 fair (flips labels_20 v0) 0
    | go (1 # 4) sure (says (W := outcomes) between_20) 1 | go 0 sure (says (W := outcomes) labels_20) 1 ].
Ltac prove_TrainingFields_B2_fields :=
  first
    [ intros; exists FQ, sure, (@fzero _), (silent _), 0; intros; vm_compute; discriminate
    | intros K d N a close epshat r R Hd HN Np Ha Hr HR F P alpha A b L E B;
      apply (jump_half P (answers d a r) (within_Xi d N a epshat r R alpha) (training_occur d a r) (training_alike d a r)) with (A := A);
      [ intros n x Hn X0 X;
        exact (over_three_are_enough max_norm (Training.kappa close) alpha _ _
          (training_apart d N a close epshat r R Hd HN Np Ha Hr HR n Hn) x L X X0)
      | exact E | exact B ] ].
Ltac prove_TrainingFields_B4_fields_below :=
  intros; exists (@fzero _), FQ, sure, (silent _), 0; intros; vm_compute; discriminate.
