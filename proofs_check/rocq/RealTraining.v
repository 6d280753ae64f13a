(** * B2-B5, and X1 for networks, over the real numbers

    Networks, training sets, costs and the max norm are those of Reals.v, in the words of R; the algorithms are general
    ones over any probability space (RealComputation.v), and the information is that of J.

    Idea.  What is right and what is wrong is what TrainingFields.v says, read in R. *)

From Coq Require Import QArith List Lia PeanoNat FunctionalExtensionality.
From Coq Require Import Raxioms RIneq Rbasic_fun Rfunctions R_Ifp Rlimit Rseries Lra.
From Barriers Require Import OrderedFields Archimedean RealField ProbabilitySpaces Algorithms GeneralAlgorithms.
From Barriers Require Import GeneralFields TrainingFields RealComputation Reals.
From Barriers Require Networks Minimisers Training.
Import ListNotations.
Open Scope R_scope.

Section Family.
Variables (d : nat) (N : list nat) (a close epshat : R) (r : nat) (C : cost).
Hypothesis d_range : (2 <= d)%nat.
Hypothesis N_hidden : N <> [].
Hypothesis N_positive : Forall (le 1) N.
Hypothesis a_range : 1 / 2 <= a <= 1.
Hypothesis r_large : (Networks.P N + 2 <= r)%nat.
Hypothesis epshat_nonneg : 0 <= epshat.
Hypothesis C_cost : cost_function_within r close epshat C.

(** delta_n, and 0 for the limit *)
Definition step (n : nat) : R := match n with O => 0 | S _ => eps r * (1 / 4) ^ n end.

(** The input of index n: T_0 or T_{delta_n}. *)
Definition input (n : nat) : list (list R) := training_set d a (step n) r.

(** Evaluation k is coordinate k mod d of point k / d, counted from 0. *)
Definition coordinate (n k : nat) : R :=
  if (k <? r * d)%nat then nth (k mod d) (nth (k / d) (input n) []) 0 else 0.

Definition Xi (n : nat) : list R -> Prop := solution d N C epshat (labels r) (input n).

(** dist(v, Xi(T_{delta_n})) <= alpha in the max norm. *)
Definition right (alpha : R) (n : nat) (v : list R) : Prop :=
  forall e, 0 < e -> exists w, Xi n w /\ length v = length w /\ distance v w <= alpha + e.

Definition information : nat -> oracle := real_jump_information coordinate.

(** ** They are what they are in every Archimedean ordered field *)

Lemma step_abstract n : step n = @Training.step R_archimedean r n.
Proof. destruct n as [| n]; [reflexivity |]. unfold step, Training.step. rewrite eps_abstract, quarter_real.
reflexivity. Qed.

Lemma input_abstract n : input n = @Training.input R_archimedean d a r n.
Proof. unfold input, Training.input. rewrite training_set_abstract, step_abstract. reflexivity. Qed.

Lemma coordinate_abstract n k : coordinate n k = @Training.coordinate R_archimedean d a r n k.
Proof. unfold coordinate, Training.coordinate. rewrite input_abstract. reflexivity. Qed.

Lemma Xi_abstract n v : Xi n v <-> @Training.Xi R_archimedean d N a epshat r C n v.
Proof. unfold Xi, Training.Xi. rewrite input_abstract. apply solution_abstract. Qed.

Lemma right_abstract alpha n v : right alpha n v <-> @within_Xi R_archimedean d N a epshat r C alpha n v.
Proof.
  unfold right, within_Xi, within_of. setoid_rewrite Xi_abstract. rewrite distance_abstract. reflexivity.
Qed.

Let cost_abstract := proj1 (cost_within_abstract r close epshat C) C_cost.

Theorem B2_real_admissible : forall n, real_admissible (coordinate n) (information n).
Proof.
  apply real_jump_admissible. intros n k Hn. rewrite !coordinate_abstract, <- abs_real, <- quarter_real.
  exact (@Training.coordinate_close R_archimedean d a r a_range n k Hn).
Qed.

Lemma right_not_both alpha n v : 2 * alpha < 1 / 2 - close -> (1 <= n)%nat -> right alpha O v -> right alpha n v ->
  False.
Proof.
  intros L Hn V0 V. apply right_abstract in V0, V.
  apply (@within_of_not_both R_field _ max_norm (1 / 2 - close) alpha _ _ v
    (@training_apart R_archimedean d N a close epshat r C d_range N_hidden N_positive a_range r_large cost_abstract n
      Hn)
    L V V0).
Qed.

Lemma occur n : given information (fun _ => True) (information n).
Proof. exists n. auto. Qed.

Variable P : real_probability_space.

(** ** B2 *)

Theorem B2_real alpha (A : general_algorithm (given information (fun _ => True)) (sample P) (list R)) b :
  2 * alpha < 1 / 2 - close ->
  let success n := ends A (information n) (right alpha n) in
  (forall n, measurable P (success n)) ->
  (forall m, measurable P (ends_by m A (information O) (right alpha O))) ->
  (forall n, b <= Prob P (success n)) -> b <= 1 / 2.
Proof.
  intros L success Me Mb B. apply half_real.
  apply (jump_half (as_space P) information (right alpha) occur (real_jump_alike coordinate)) with (A := A).
  - intros n x. apply (right_not_both alpha n x L).
  - intros m. apply event_real, Mb.
  - intros n. apply at_least_real; [apply Me | apply B].
Qed.

(** ** B3 *)

Theorem B3_real alpha (H : sample P -> Prop) v0 (o : oracle) n : 0 <= alpha < 1 / 2 - close -> Xi O v0 ->
  measurable P H -> Prob P H = 1 / 2 ->
  let success := ends (coin_of (D := given information (fun _ => True)) H (labels r) v0) o (right alpha n) in
  measurable P success -> Prob P success = 1 / 2.
Proof.
  intros L V0 MH PH success Ms.
  assert (HH : Pr (as_space P) H (@of_Q R_field (1 # 2))) by (split; [exact MH | rewrite PH; reflexivity]).
  destruct (coin_half (as_space P) (D := given information (fun _ => True)) H (labels r) v0 o (right alpha n) HH)
    as [G U].
  - rewrite !right_abstract. apply (@training_far R_archimedean d N a close epshat r C d_range N_hidden N_positive
      a_range r_large epshat_nonneg cost_abstract n v0 alpha L), Xi_abstract, V0.
  - apply at_least_real in G; [| exact Ms]. apply at_most_real in U; [| exact Ms].
    change (@of_Q R_field (1 # 2)) with (1 / 2) in *. apply Rle_antisym; assumption.
Qed.

(** ** B5 *)

Definition network_of := {phi : network | Networks.NN d N phi}.

Definition network_right (alpha : R) (n : nat) (phi : network_of) : Prop :=
  right alpha n (predictions (proj1_sig phi) (input n)).

Lemma network_right_wrong alpha phi : alpha < 1 / 2 - close -> exists m, wrong_from (network_right alpha) m phi.
Proof.
  intros L. destruct (@networks_wrong R_archimedean d N a close epshat r C d_range a_range r_large epshat_nonneg
    cost_abstract alpha phi L) as [m W].
  exists m. intros n Hn V. apply (W n Hn). unfold network_right in V.
  rewrite right_abstract, predictions_abstract, input_abstract in V. exact V.
Qed.

Section Outputs.
Variables (alpha : R) (A : general_algorithm (given information (fun _ => True)) (sample P) network_of).
Hypothesis alpha_small : alpha < 1 / 2 - close.
Let success n := ends A (information n) (network_right alpha n).
Let halting := ends A (information O) (fun _ => True).
Hypothesis success_measurable : forall n, measurable P (success n).
Hypothesis halting_measurable : measurable P halting.
Hypothesis wrong_measurable : forall m, measurable P (ends_by m A (information O) (wrong_from (network_right alpha) m)).

Theorem B5_real_failure e : 0 < e ->
  exists n0, forall n, (n0 <= n)%nat -> Prob P (success n) <= 1 - Prob P halting + e.
Proof.
  intros He. destruct (eventually_failure (as_space P) information (network_right alpha) occur
    (real_jump_alike coordinate) (fun phi => network_right_wrong alpha phi alpha_small) A
    (fun m => event_real P _ (wrong_measurable m)) (Prob P halting) e) as [n0 F].
  - apply at_least_real; [exact halting_measurable | apply Rle_refl].
  - exact He.
  - exists n0. intros n Hn. apply (F n Hn). apply at_least_real; [apply success_measurable | apply Rle_refl].
Qed.

Theorem B5_real_half b : (forall n, b <= Prob P (success n)) -> b <= 1 / 2.
Proof.
  intros B. apply half_real. apply (eventually_half (as_space P) information (network_right alpha) occur
    (real_jump_alike coordinate) (fun phi => network_right_wrong alpha phi alpha_small) A
    (fun m => event_real P _ (wrong_measurable m))).
  intros n. apply at_least_real; [apply success_measurable | apply B].
Qed.

Theorem B5_real_zero b : Prob P halting = 1 -> (forall n, (1 <= n)%nat -> b <= Prob P (success n)) -> b <= 0.
Proof.
  intros H B. assert (b <= 1 - Prob P halting); [| lra].
  apply (eventually_bound (as_space P) information (network_right alpha) occur
    (real_jump_alike coordinate) (fun phi => network_right_wrong alpha phi alpha_small) A
    (fun m => event_real P _ (wrong_measurable m)) (Prob P halting) b).
  - apply at_least_real; [exact halting_measurable | apply Rle_refl].
  - intros n Hn. apply at_least_real; [apply success_measurable | apply (B n Hn)].
Qed.
End Outputs.

(** ** X1 for networks *)

Theorem X1_real_networks alpha (t : general_algorithm (given information (fun _ => True)) unit network_of)
    (E : general_algorithm (given information (fun _ => True)) (sample P) bool) b : alpha < 1 / 2 - close ->
  let flag n := general_flag t (information n) (network_right alpha n) in
  (forall n, measurable P (ends E (information n) (flag n))) ->
  (forall m, measurable P (ends_by m E (information O) (flag O))) ->
  flag O true \/ infinitely_often (fun n => flag n true) ->
  (forall n, b <= Prob P (ends E (information n) (flag n))) -> b <= 1 / 2.
Proof.
  intros L flag Me Mb H B. destruct (Rle_lt_dec b (1 / 2)) as [| Hb]; [assumption | exfalso].
  destruct (flags_above (as_space P) information (network_right alpha) t E occur (real_jump_alike coordinate)
    (fun m => event_real P _ (Mb m)) b) as [R0 [n0 N0]].
  - intros phi _. apply network_right_wrong, L.
  - exact Hb.
  - intros n. apply at_least_real; [apply Me | apply B].
  - destruct H as [H | H]; [exact (R0 H) |]. destruct (H n0) as (n & Hn & Y). exact (N0 n Hn Y).
Qed.
End Family.

(** ** B4: the sup cost, eps = epshat = 0 *)

Section SupCost.
Variables (d : nat) (N : list nat) (a : R) (r : nat).
Hypothesis d_range : (2 <= d)%nat.
Hypothesis N_hidden : N <> [].
Hypothesis N_positive : Forall (le 1) N.
Hypothesis a_range : 1 / 2 <= a <= 1.
Hypothesis r_large : (Networks.P N + 2 <= r)%nat.

Definition sup_cost : cost := fun v w q => distance v w <= q.
Definition between : list R := map (fun k => label k / 2 + 1 / 4) (seq 1 r).

Lemma sup_cost_abstract : sup_cost = @Minimisers.sup_cost R_archimedean.
Proof. unfold sup_cost. rewrite distance_abstract. reflexivity. Qed.

(** Without reading anything, on every outcome, whatever is answered. *)
Theorem B4_real_constant (D : oracle -> Prop) (W : Type) (w : W) (o : oracle) n :
  ends (constantly (D := D) between) o (right d N a 0 r sup_cost (1 / 4) n) w.
Proof.
  apply constantly_ends, right_abstract. rewrite sup_cost_abstract.
  apply (@constantly_ends (fun _ => True) unit _ between o _ tt).
  exact (@B4_fields_constant R_archimedean d N a r d_range N_hidden N_positive a_range r_large (fun _ => True)
    unit tt o n).
Qed.

Theorem B4_real_no_network phi : Networks.NN d N phi -> predictions phi (input d a r O) <> between.
Proof.
  intros H E. rewrite predictions_abstract, input_abstract in E.
  apply (@B4_fields_no_network R_archimedean d N a r a_range r_large phi H), same_equal, E.
Qed.

Theorem B4_real_below alpha (P : real_probability_space)
    (A : general_algorithm (given (information d a r) (fun _ => True)) (sample P) (list R)) b : alpha < 1 / 4 ->
  let success n := ends A (information d a r n) (right d N a 0 r sup_cost alpha n) in
  (forall n, measurable P (success n)) ->
  (forall m, measurable P (ends_by m A (information d a r O) (right d N a 0 r sup_cost alpha O))) ->
  (forall n, b <= Prob P (success n)) -> b <= 1 / 2.
Proof.
  intros L. apply (B2_real d N a 0 0 r sup_cost d_range N_hidden N_positive a_range r_large); [| lra].
  apply cost_within_abstract. rewrite sup_cost_abstract. apply (@Minimisers.sup_cost_within R_archimedean).
Qed.
End SupCost.
