(** * Mutants of inner probabilities over R: the space of one outcome, and one in which two are not told apart *)

From Coq Require Import QArith Raxioms RIneq Rbasic_fun Lra.
From Barriers Require Import RealField RealComputation RealVacuity.
From Barriers Require ProbabilitySpaces.
From Mutants Require Import Verdicts.
Open Scope R_scope.

Lemma sure_all : Prob sure (fun _ => True) = 1. Proof. apply Prob_all. Qed.
(** Of two outcomes that events do not tell apart, one is no event: the number that is given to it says nothing. *)
Definition coarse : real_probability_space.
Proof.
  refine {| sample := bool; measurable := fun A => A true <-> A false; Prob := fun A => truth (A true) |}.
  - tauto.
  - tauto.
  - tauto.
  - intros A H. split; intros [n An]; exists n; apply H, An.
  - apply truth_true. tauto.
  - intros A B _ _ H. apply truth_monotone, H.
  - intros A B _ _. exact (Prob_additive sure (fun _ => A true) (fun _ => B true) I I).
  - intros A _ H. exact (Prob_continuous sure (fun n _ => A n true) (fun _ => I) (fun n _ => H n true)).
Defined.
Lemma coarse_event (B : bool -> Prop) : measurable coarse B -> (forall w, B w -> w = true) -> Prob coarse B = 0.
Proof. intros M H. apply truth_false. intros T. discriminate (H false (proj1 M T)). Qed.
Lemma not_coarse : ~ ProbabilitySpaces.at_least (as_space coarse) (fun w => w = true) 1.
Proof.
  intros (B & p & [M P] & S & L).
  rewrite (coarse_event B M S) in P. simpl in *. lra.
Qed.
Ltac refute_RealComputation_at_least_real m :=
  let at_ b := (let E := fresh "E" in
    destruct (m sure (fun _ => True) b I) as [E _]; rewrite sure_all in E;
    lapply E; [clear; intros E; first [apply Rlt_irrefl in E; exact E | change (0 = 1) in E; Lra.lra]
              | apply (at_least_real sure); [exact I | rewrite sure_all; Lra.lra]]) in
  first [at_ 1 | at_ 0
        | let E := fresh "E" in destruct (m coarse (fun w => w = true) 1) as [_ E]; apply not_coarse, E;
          change (1 <= truth (true = true)); rewrite (truth_true _ (fun n => n eq_refl)); apply Rle_refl].
