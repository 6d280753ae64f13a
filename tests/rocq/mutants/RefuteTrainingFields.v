(** * Instances for B2 and B4 over fields (RefuteTrainingSets.v): coins between the labels and a solution on T_0, and
  the
    point between the two

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
  - apply (weighted_reach _ _ _ _ _ true false false); [intros _; apply ask_ends; exact X | apply reach_no..
    | discriminate].
  - apply (weighted_reach _ _ _ _ _ false true true); [apply reach_no | intros _; apply ask_ends; exact X..
    | discriminate].
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
    apply Minimisers.distance_le; [reflexivity | in_Q; lra |]. induction labels_20; constructor;
      [apply abs_le_condition; in_Q; lra | assumption]. }
  apply (weighted_reach _ _ _ _ _ true false false); [intros _; apply ask_ends; exact X | apply reach_no..
    | discriminate].
Qed.
Lemma between_near n : within_20 (1 # 4) n between_20.
Proof.
  apply (constantly_ends (D := fun _ => True) (W := unit) between_20 (fun _ _ => 0) _ tt).
  exact (@B4_fields_constant KQ 2 [3%nat] 1 20 d_2 hidden_3 positive_3 a_1 r_20 (fun _ => True) unit tt (fun _ _ => 0)
    n).
Qed.
Lemma between_event D m : event sure (ends_by m (says between_20 D) (answers_20 0) (within_20 (1 # 4) 0)).
Proof. apply weighted_event; apply ask_ends_dec; left; apply between_near. Qed.
Lemma between_right D n : at_least sure (ends (says between_20 D) (answers_20 n) (within_20 (1 # 4) n)) 1.
Proof.
  apply (weighted_reach _ _ _ _ _ true false false); [intros _; apply ask_ends; apply between_near | apply reach_no..
    | discriminate].
Qed.
Lemma nothing_sure (A : outcomes -> Prop) : at_least fair A 0. Proof. apply (VacuityGeneral.nothing_is_certain fair).
  Qed.

Lemma no_more (A : outcomes -> Prop) (b : Q) : b <= 0 -> at_least sure A b.
Proof. intros L. generalize (VacuityGeneral.nothing_is_certain sure A). apply at_least_within; [auto | exact L]. Qed.

(** At the accuracy -1 every network is wrong; what never halts has the flag 0. *)
Ltac wrong_event := apply weighted_event; apply ask_ends_dec; left; intros ? _; apply never_within.
Definition silent_network := silent (W := unit) (M := @network_of KQ 2 [3%nat]).
Lemma silent_flag o (G : @network_of KQ 2 [3%nat] -> Prop) D : general_flag (silent_network D) o G false.
Proof. intros H. apply ask_ends in H. exact H. Qed.
Ltac flag_event := unfold silent_network; an_event.
Ltac flag_reached := unfold silent_network; reached_over.

Ltac trained :=
  lazymatch goal with
  | |- flt _ _ => vm_compute; first [reflexivity | discriminate]
  | |- fleq _ _ => vm_compute; first [reflexivity | discriminate]
  | |- forall _ : nat, event _ _ => intros; first [eapply coin_event; eassumption | eapply labels_event;
    eassumption | apply between_event | wrong_event | flag_event]
  | |- forall _ : nat, at_least _ _ _ => intros; first [eapply coin_right; eassumption | apply between_right |
    flag_reached | apply nothing_sure | apply no_more; discriminate]
  | |- exists _ : nat, _ -> at_least _ _ _ => exists 0%nat; intros; exfalso; lia
  | |- exists _ : nat, at_least _ _ _ => exists 1%nat; eapply labels_right; eassumption
  | |- at_least sure (ends (says _ _) _ (fun _ => True)) _ =>
      apply (weighted_reach _ _ _ _ _ true false false); [intros _; apply ask_ends; exact I | apply reach_no..
        | discriminate]
  | |- at_least sure (ends (says _ _) _ _) _ => apply (VacuityGeneral.nothing_is_certain sure)
  | |- forall n : nat, _ -> at_least _ _ _ => intros; apply no_more; discriminate
  | |- general_flag _ _ _ _ \/ _ => first [left; apply silent_flag | right; intros n0; exists n0; split;
    [lia | apply silent_flag]]
  | |- event _ _ => fail
  | |- at_least _ _ _ => fail
  | |- (_ <= _)%nat => first [exact d_2 | exact r_20 | lia]
  | |- _ => first [exact d_2 | exact hidden_3 | exact positive_3 | exact a_1 | exact r_20 | exact cost_20]
  end.
Ltac trained_at m vs :=
  let T := type of m in
  lazymatch T with
  | _ /\ _ => let a := fresh in let b := fresh in destruct m as [a b]; first [trained_at b vs | trained_at a vs]
  | ex _ => let x := fresh "x" in destruct m as [x m]; lazymatch vs with _ ;; ?rest => trained_at m rest end
  | ?A -> ?B =>
      lazymatch type of A with
      | Prop => let a := fresh in assert (a : A) by (clear m; solve [trained]); specialize (m a); clear a;
        trained_at m vs
      | _ => lazymatch vs with ?v ;; ?rest => given_to m v; trained_at m rest end
      end
  | forall x, _ =>
      lazymatch vs with
      | Last ;; ?rest => match goal with n : nat |- _ => specialize (m n) end; trained_at m rest
      | ?v ;; ?rest => given_to m v; trained_at m rest
      end
  | general_flag _ _ _ true => unfold silent_network in m; spelled; no m
  | _ => absurd_here m
  end.
