(** * Mutants of B5 and X1 over fields, and instances for B2 and B4 (RefuteTrainingSets.v): coins between the labels and
    a solution on T_0, and the point between the two

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
  | |- forall _ : nat, event _ _ => intros; first [eapply coin_event; eassumption | eapply labels_event; eassumption | apply between_event | wrong_event | flag_event]
  | |- forall _ : nat, at_least _ _ _ => intros; first [eapply coin_right; eassumption | apply between_right | flag_reached | apply nothing_sure | apply no_more; discriminate]
  | |- exists _ : nat, _ -> at_least _ _ _ => exists 0%nat; intros; exfalso; lia
  | |- exists _ : nat, at_least _ _ _ => exists 1%nat; eapply labels_right; eassumption
  | |- at_least sure (ends (says _ _) _ (fun _ => True)) _ =>
      apply (weighted_reach _ _ _ _ _ true false false); [intros _; apply ask_ends; exact I | apply reach_no.. | discriminate]
  | |- at_least sure (ends (says _ _) _ _) _ => apply (VacuityGeneral.nothing_is_certain sure)
  | |- forall n : nat, _ -> at_least _ _ _ => intros; apply no_more; discriminate
  | |- general_flag _ _ _ _ \/ _ => first [left; apply silent_flag | right; intros n0; exists n0; split; [lia | apply silent_flag]]
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
      | Prop => let a := fresh in assert (a : A) by (clear m; solve [trained]); specialize (m a); clear a; trained_at m vs
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

(** ** B5 and X1: a network that is always wrong, and what never halts *)

Notation phi_20 phi H := (exist (fun phi : Networks.network KQ => Networks.NN 2 [3%nat] phi) phi H).
Ltac network_at m rest :=
  let phi := fresh "phi" in let H := fresh "H" in
  destruct some_network as [phi H];
  trained_at m (KQ ;; 2%nat ;; [3%nat] ;; 1 ;; 0 ;; 0 ;; 20%nat ;; @Minimisers.sup_cost KQ ;; FQ ;; sure ;; (-1 # 1) ;;
    says (W := outcomes) (phi_20 phi H) ;; rest).
Ltac refute_TrainingFields_B5_fields_failure m :=
  first
    [ network_at m (1 ;; (1 # 2) ;; tt ;; Last ;; 0 ;; tt) | network_at m (1 ;; (-1 # 1) ;; tt ;; Last ;; 0 ;; tt)
    | network_at m (1 ;; 0 ;; tt ;; Last ;; 0 ;; tt) | network_at m (1 ;; (1 # 2) ;; tt ;; Last ;; 5 ;; tt) | network_at m (5 ;; (1 # 2) ;; tt ;; Last ;; 0 ;; tt) ].
Ltac refute_TrainingFields_B5_fields_half m := first [network_at m (0 ;; tt) | network_at m ((-1 # 1) ;; tt) | network_at m (5 ;; tt)].
Ltac refute_TrainingFields_B5_fields_zero m := first [network_at m (0 ;; tt) | network_at m (5 ;; tt) | network_at m ((-1 # 1) ;; tt)].
Ltac silent_at m rest :=
  trained_at m (KQ ;; 2%nat ;; [3%nat] ;; 1 ;; 0 ;; 0 ;; 20%nat ;; @Minimisers.sup_cost KQ ;; FQ ;; sure ;; 0 ;; silent_network ;; no_says ;; rest).
Ltac refute_TrainingFields_X1_fields_networks_above m :=
  first [silent_at m (1 ;; tt) | silent_at m (1 ;; tt ;; Last ;; tt) | silent_at m (1 ;; Last ;; tt)].
Ltac refute_TrainingFields_X1_fields_networks m := first [silent_at m (1 ;; tt) | silent_at m (0 ;; tt)].

(** For some field and some algorithm, as for all. *)
Ltac prove_TrainingFields_B5_fields_half :=
  intros K d N a close epshat r R H1 H2 H3 H4 H5;
  first [ exists FQ, sure, (@fzero _), (silent _);
          exact (@B5_fields_half K d N a close epshat r R H1 H2 H3 H4 H5 FQ sure fzero (silent _))
        | intros; exists fzero; intros; apply (of_Q_le _ 0 (1 # 2)); discriminate ].
Ltac prove_TrainingFields_B5_fields_failure :=
  intros K d N a close epshat r R H1 H2 H3 H4 H5; exists FQ, sure, (@fzero _), (silent _);
  exact (@B5_fields_failure K d N a close epshat r R H1 H2 H3 H4 H5 FQ sure fzero (silent _)).
Ltac prove_TrainingFields_B5_fields_zero :=
  intros K d N a close epshat r R H1 H2 H3 H4 H5;
  first [ exists FQ, sure, (@fzero _), (silent _);
          exact (@B5_fields_zero K d N a close epshat r R H1 H2 H3 H4 H5 FQ sure fzero (silent _))
        | intros; exists fzero; intros; apply le_refl
        | intros F space alpha A L E b H B; exfalso; apply at_least_one in H; apply (lt_not_le 1 $2)%F in H; [exact H | fra] ].
Ltac prove_TrainingFields_X1_fields_networks :=
  intros K d N a close epshat r R H1 H2 H3 H4 H5; exists FQ, sure, (@fzero _), (silent _), (silent _);
  exact (@X1_fields_networks K d N a close epshat r R H1 H2 H3 H4 H5 FQ sure fzero (silent _) (silent _)).
Ltac prove_TrainingFields_X1_fields_networks_above :=
  intros K d N a close epshat r R H1 H2 H3 H4 H5; exists FQ, sure, (@fzero _), (silent _), (silent _);
  exact (@X1_fields_networks_above K d N a close epshat r R H1 H2 H3 H4 H5 FQ sure fzero (silent _) (silent _)).
