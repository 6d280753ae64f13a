(** * Mutants of B2, C1 and D for general algorithms

    B2: a coin between the labels and a prediction that solves the limit is right with probability 1/2.  C1: an
      algorithm
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
  (forall n, at_least P (ends (VacuityGeneral.toss D (Minimisers.labels 20) v0) o (B2_right n)) (@of_Q Q_field (1 #
    2))).
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
        | ?A -> _ => lazymatch type of A with Prop => let a := fresh in assert (a : A) by (clear m; at_hand);
          specialize (m a) end
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

(** ** C1 *)

Ltac C1_at rest :=
  lazymatch goal with
  | m : _ |- _ =>
      specialize (m p O 1%nat 1%nat ones none strong weak 1%nat 1%nat);
      repeat lazymatch type of m with
        | ?A -> _ => lazymatch type of A with Prop => let a := fresh in assert (a : A) by (clear m; at_hand);
          specialize (m a) end
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
(** The constants of C1_general_any and C1_general_halting (RefuteGeneralDigits.v has the rest), and of
  C1_general_levels. *)
Ltac right_nowhere m :=
  first [ C1_at ltac:(fun m => specialize (m (@fzero Q_field)); C1_hyps m)
        | C1_at ltac:(fun m => specialize (m (@of_Q Q_field 5)); C1_hyps m) ].
Ltac right_nowhere_levels m :=
  first [ C1_at ltac:(fun m => specialize (m O (@fzero Q_field)); cbv zeta in m; C1_hyps m)
        | C1_at ltac:(fun m => specialize (m O (@of_Q Q_field 5)); cbv zeta in m; C1_hyps m) ].
(** The digits of the weak branch need to be known only in so far as g stays below the strong one. *)
Section Strong.
Variables (p : Optimisation.program) (k m N : nat) (b g : nat -> Q) (strong weak : Q) (first_strong first_weak : nat).
Hypothesis strong_is_admitted : Optimisation.admitted p strong.
Hypothesis window : Digits.in_window (Digits.tenth (S (S k))) (Optimisation.coefficient p strong).
Hypothesis further : forall j, 0 <= g j < strong.
Hypothesis small : power (1 # 4) first_strong <= strong.
Context {F : ordered_field} (P : probability_space F).
Let information := Digits.digits_information m N b g strong weak.
Let D := given information (Digits.in_omega first_strong first_weak).
Variables (A : general_algorithm D (outcome P) Sums.vector) (q : F).
Let correct := Digits.correct p m N b g strong weak (Digits.tenth (S (S k))).
Hypothesis halting : forall l, ProbabilitySpaces.event P (ends_by l A (information (Digits.Strong Limit)) (fun _ =>
  True)).
Hypothesis right : forall iota, Digits.in_omega first_strong first_weak iota ->
  at_least P (ends A (information iota) (correct iota)) q.

Lemma C1_any : (q <= $(2 # 3))%F.
Proof.
  destruct (digits_apart p m N b g strong first_strong (S (S k)) strong_is_admitted further small window) as (kappa &
    L & Ap).
  apply (K_general_any (Distances.euclidean (S (S N))) (Digits.inverse_evaluation m N b g strong)
    (Digits.inverse_solutions p m N b g strong) kappa (Digits.tenth (S (S k))) first_strong Ap L P) with (A := A);
    [intros i n; apply (digits_occur m N b g strong weak first_strong first_weak (Digits.Strong (Member i n)))
    | apply (digits_occur m N b g strong weak first_strong first_weak (Digits.Strong Limit) I) | exact halting |].
  intros iota Hi. apply (right (Digits.Strong iota) Hi).
Qed.
Lemma C1_halting : at_least P (ends A (information (Digits.Strong Limit)) (fun _ => True)) fone -> (q <= $(1 # 2))%F.
Proof.
  intros H1.
  destruct (digits_apart p m N b g strong first_strong (S (S k)) strong_is_admitted further small window) as (kappa &
    L & Ap).
  apply (K_general_halting (Distances.euclidean (S (S N))) (Digits.inverse_evaluation m N b g strong)
    (Digits.inverse_solutions p m N b g strong) kappa (Digits.tenth (S (S k))) first_strong Ap L P) with (A := A);
    [intros i n; apply (digits_occur m N b g strong weak first_strong first_weak (Digits.Strong (Member i n)))
    | apply (digits_occur m N b g strong weak first_strong first_weak (Digits.Strong Limit) I) | exact halting
      | exact H1 |].
  intros iota Hi. apply (right (Digits.Strong iota) Hi).
Qed.
End Strong.

Ltac given_C1 :=
  first
    [ eassumption
    | match goal with
      | h : power _ ?n <= ?x |- power (1 # 4) ?n <= ?x => refine (Qle_trans _ _ _ _ h); apply power_grows; lra
      | h : power _ ?n < ?x |- power (1 # 4) ?n <= ?x => refine (Qlt_le_weak _ _ (Qle_lt_trans _ _ _ _ h));
        apply power_grows; lra
      | h : forall j : nat, _ <= _ /\ _ |- forall j : nat, _ => let j := fresh "j" in
          intros j; destruct (h j); split;
          first [assumption | eapply Qlt_le_trans; eassumption | eapply Qlt_trans; eassumption | eapply Qle_lt_trans;
            eassumption]
      end ].
Ltac C1_somewhere := intros; exists Q_field, (faces 0), (follow _ says_nothing).
Ltac prove_general_any :=
  first [ exists p, O, 1%nat, 1%nat, ones, none, strong, weak, 1%nat, 1%nat; intros; eapply C1_general_any; eassumption
        | intros; eapply C1_any; try eassumption; given_C1
        | C1_somewhere; exists 0; intros; vm_compute; discriminate ].
Ltac prove_general_halting :=
  first [ exists p, O, 1%nat, 1%nat, ones, none, strong, weak, 1%nat, 1%nat; intros; eapply C1_general_halting;
    eassumption
        | intros; eapply C1_halting; try eassumption; given_C1
        | C1_somewhere; exists 0; intros; vm_compute; discriminate ].
Ltac prove_GeneralResults_C1_general_levels :=
  first [ exists p, O, 1%nat, 1%nat, ones, none, strong, weak, 1%nat, 1%nat; intros; eapply C1_general_levels;
    eassumption
        | intros; eapply C1_general_levels; try eassumption; given_C1
        | C1_somewhere; exists O, 0; cbv zeta; intros; vm_compute; discriminate ].

(** ** D *)

(** That top is positive follows from the bound on the distances of the members from the limit. *)
Lemma above_power n top : power (1 # 4) n < top -> 0 < top.
Proof. intros L. pose proof (quarter_positive n). lra. Qed.

(** The members may begin anywhere. *)
Section Unreachable.
Variables (m N : nat) (top y1 : Q) (first : nat).
Hypothesis y1_is_positive : 0 < y1.
Hypothesis small : power (1 # 4) first < top.
Let top_is_positive : 0 < top := above_power first top small.
Let c_is_positive : 0 < y1 / top := LinearPrograms.c_positive top y1 top_is_positive y1_is_positive.

Lemma unreachable (d : metric Sums.vector) (rhos : Q -> Prop) :
  (forall rho, rhos rho -> forall n x, (first <= n)%nat ->
     accurate d rho (LinearPrograms.linear_solutions m N top y1 (Member One n)) x ->
     accurate d rho (LinearPrograms.linear_solutions m N top y1 (Member Two n)) x -> False) ->
  generally_unreachable m N top y1 first d rhos.
Proof.
  intros X.
  destruct (general_fork d fork (LinearPrograms.linear_evaluation m N top y1) (LinearPrograms.linear_solutions m N top
    y1)
    (fun iota => iota) first) as (i & I & B).
  { intros j n k L. eapply Qle_trans; [apply (LinearPrograms.linear_close m N top y1 first j n k L)
    | apply power_grows; lra]. }
  exists i. split; [intros iota _; apply I |]. intros rho R. apply (B rho).
  - intros n x Hn _. apply (X rho R n x Hn).
  - trivial.
  - intros j n Hn _. split; [exact Hn | discriminate].
Qed.
Lemma unreachable_lp p (Hp : (1 <= p)%nat) :
  generally_unreachable m N top y1 first (Distances.lp_metric p (S (S (S N))) Hp)
    (fun rho => 0 <= rho /\ power (2 * rho) p < 2 * power (y1 / top) p).
Proof.
  apply unreachable. intros rho [R L] n x Hn. destruct (Entries.kappa_between p rho (y1 / top) R L) as (kappa & K1 &
    K2 & K3).
  apply (accurate_not_both _ kappa rho); [| exact K1]. intros u v r U V.
  apply (LinearPrograms.linear_one m N top y1 first top_is_positive y1_is_positive small n u Hn) in U.
  apply (LinearPrograms.linear_two m N top y1 first top_is_positive y1_is_positive small n v Hn) in V.
  apply (Distances.corners_apart p (S N) (y1 / top) kappa Hp (Qlt_le_weak _ _ c_is_positive) K2 K3 u v U V).
Qed.
Lemma unreachable_linf :
  generally_unreachable m N top y1 first (Distances.linf_metric (S (S (S N)))) (fun rho => 2 * rho < y1 / top).
Proof.
  apply unreachable. intros rho L n x Hn. apply (accurate_not_both _ (y1 / top) rho); [| exact L]. intros u v r U V.
  apply (LinearPrograms.linear_one m N top y1 first top_is_positive y1_is_positive small n u Hn) in U.
  apply (LinearPrograms.linear_two m N top y1 first top_is_positive y1_is_positive small n v Hn) in V.
  apply (Distances.corners_apart_sup (S N) (y1 / top) (Qlt_le_weak _ _ c_is_positive) u v U V).
Qed.
End Unreachable.

Lemma unreachable_fewer m N top y1 first d (rhos rhos' : Q -> Prop) : (forall rho, rhos' rho -> rhos rho) ->
  generally_unreachable m N top y1 first d rhos -> generally_unreachable m N top y1 first d rhos'.
Proof. intros I (i & A & B). exists i. split; [exact A |]. intros rho R. apply B, I, R. Qed.

Ltac given_D :=
  first
    [ eassumption
    | match goal with
      | h : power _ ?n < ?x |- power (1 # 4) ?n < ?x => refine (Qle_lt_trans _ _ _ _ h); apply power_grows; lra
      end ].
Ltac power_less L :=
  refine (Qle_lt_trans _ _ _ _ (Qlt_le_trans _ _ _ L _));
  [ first [apply Qle_refl | apply power_grows; lra] | first [apply Qle_refl | lra] ].
