(** * That the constants of J and K are sharp over the real numbers; K (iii) for the family of D

    The algorithms are trees on fair bits, with every admissible information; SharpnessFields.v, read in R.  C1, and D in
    the Euclidean norm, whose statements have roots, are in RealsDigits.v. *)

From Coq Require Import QArith Lia PeanoNat.
From Coq Require Import Raxioms RIneq Rbasic_fun Rfunctions R_Ifp Rlimit Rseries Lra.
From Barriers Require Import OrderedFields Archimedean RealField Algorithms Computation Sharpness.
From Barriers Require Import GeneralFields SharpnessFields RealComputation RealForks RealBarriers.
From Barriers Require Sums Distances LinearPrograms OptimisationFields.
Open Scope R_scope.

Lemma admissible_real f o : real_admissible f o -> @answers_about R_archimedean f o.
Proof.
  intros A k n. destruct (A k n) as [D B]. split; [exact D |].
  change (@fabs R_field (@of_Q R_field (o k n) - f k) <= @of_Q R_field (power (1 # 2) n)).
  rewrite abs_real, !of_Q_real, Q2R_power. exact B.
Qed.

Definition metric_real (X : Metric_Space) : metric_over R_field (Base X).
Proof.
  refine {| close_by := fun x (r : R) y => dist X x y <= r |}.
  - intros x r y H. rewrite dist_sym. exact H.
  - intros x r y s z H H'. pose proof (dist_tri X x z y). simpl. lra.
Defined.

Section Sharp.
Context {X : Metric_Space}.

Theorem J_real_sharp (Xi : nat -> Base X -> Prop) (information : nat -> oracle) (alpha : R) (s s0 : Base X) :
  (forall n, (1 <= n)%nat -> within alpha (Xi n) s) -> within alpha (Xi O) s0 ->
  forall n, probability_at_least (information n) (within alpha (Xi n)) (1 # 2) (coin s s0).
Proof. exact (@J_fields_sharp R_archimedean _ (metric_real X) Xi information alpha s s0). Qed.

Theorem K_real_sharp (f : fork -> nat -> R) (Xi : fork -> Base X -> Prop) (alpha : R) (first : nat)
    (information : fork -> oracle) (s1 s2 : Base X) (k1 k2 : nat) :
  (forall iota, is_input first iota -> real_admissible (f iota) (information iota)) ->
  (forall n, (first <= n)%nat -> within alpha (Xi (Member One n)) s1) ->
  (forall n, (first <= n)%nat -> within alpha (Xi (Member Two n)) s2) ->
  within alpha (Xi Limit) s1 -> within alpha (Xi Limit) s2 ->
  (forall n, (first <= n)%nat -> f (Member One n) k2 < f (Member One n) k1) ->
  (forall n, (first <= n)%nat -> f (Member Two n) k1 < f (Member Two n) k2) ->
  let ask := reader k1 k2 s1 s2 O in
  halts_almost_surely (information Limit) (coin s1 s2) /\
  forall iota, is_input first iota ->
    let success := probability_at_least (information iota) (within alpha (Xi iota)) in
    success (1 # 2)%Q (coin s1 s2) /\ success (2 # 3)%Q (two_thirds s1 s2 ask) /\ (iota <> Limit -> success 1%Q ask).
Proof.
  intros A. apply (@K_fields_sharp R_archimedean _ (metric_real X) f Xi alpha first information s1 s2 k1 k2).
  intros iota H. apply admissible_real, A, H.
Qed.
End Sharp.

(** ** K (iii) for the families of C1, each with its limit, and of D *)

(** The vector (u, v, 0, ..., 0) *)
Definition plane_vector (u v : R) (j : nat) : R := match j with O => u | 1%nat => v | _ => 0 end.

(** A coin between s1 and s2 is right with probability at least 1/2 on every input and halts almost surely on the limit;
    and there is an algorithm that is right with probability at least 2/3 on every input. *)
Definition bounds_attained (right : fork -> (nat -> R) -> Prop) (information : fork -> oracle) (first : nat)
    (s1 s2 : nat -> R) : Prop :=
  halts_almost_surely (information Limit) (coin s1 s2) /\
  forall iota, is_input first iota ->
    probability_at_least (information iota) (right iota) (1 # 2) (coin s1 s2) /\
    probability_at_least (information iota) (right iota) (2 # 3) (two_thirds s1 s2 (reader O 1%nat s1 s2 O)).

Lemma at_least_weaken {M} (o : oracle) (G H : M -> Prop) q t :
  (forall x, G x -> H x) -> probability_at_least o G q t -> probability_at_least o H q t.
Proof. intros GH P e E. destruct (P e E) as [m A]. exists m. exact (attains_weaken o G H m m t _ GH (le_n m) A). Qed.

(** *** D *)

Section Programs.
Variables (m N : nat) (top y1 : R) (first : nat) (rho : R) (information : fork -> oracle).
Hypothesis top_positive : 0 < top.
Hypothesis y1_positive : 0 < y1.
Hypothesis first_small : (1 / 4) ^ first < top.
Hypothesis rho_nonneg : 0 <= rho.
Hypothesis admissible :
  forall iota, is_input first iota -> real_admissible (program_evaluation m N top y1 iota) (information iota).
Local Notation attained within := (bounds_attained (fun iota => within (program_solutions m N top y1 iota)) information
  first (plane_vector (y1 / top) 0) (plane_vector 0 (y1 / top))).

Lemma attained_in (d : GeneralFields.metric_over R_field (nat -> R)) (within : ((nat -> R) -> Prop) -> (nat -> R) -> Prop) :
  (forall S x, GeneralFields.within_of d rho S x -> within S x) ->
  (forall (S : (nat -> R) -> Prop) x, S x -> GeneralFields.within_of d rho S x) -> attained within.
Proof.
  intros W Exact.
  destruct (@SharpnessFields.D_fields_sharp R_archimedean m N top first y1 d information rho top_positive y1_positive)
    as [H H'].
  - rewrite quarter_real. exact first_small.
  - exact Exact.
  - intros iota Hi j i. rewrite <- (program_evaluation_abstract m N top y1 1 (le_n 1)). apply (admissible_real _ _ (admissible iota Hi)).
  - split; [exact H |]. intros iota Hi. destruct (H' iota Hi) as [H1 H2].
    assert (E : forall x, GeneralFields.within_of d rho (LinearPrograms.linear_solutions m N top y1 iota) x ->
      within (program_solutions m N top y1 iota) x).
    { intros x X. apply W. intros e He. destruct (X e He) as (s & Ss & L). exists s. split; [| exact L].
      apply program_solutions_abstract, Ss. }
    split; [revert H1 | revert H2]; apply at_least_weaken; exact E.
Qed.

Theorem D_real_sharp_lp q : (1 <= q)%nat -> attained (within_lp q (S (S (S N))) rho).
Proof.
  intros Hq. apply (attained_in (@OptimisationFields.lp_over R_archimedean q (S (S (S N))) Hq)).
  - intros S x W e He. destruct (W e He) as (s & Ss & P & L). exists s. split; [exact Ss |]. split; [exact P |].
    rewrite power_sum_real, power_real in L. exact L.
  - intros S x H e He. exists x. change (0 < e) in He. split; [exact H |]. assert (P : 0 <= rho + e) by lra.
    split; [exact P |]. set (n := Datatypes.S _). pose proof (@Distances.power_sum_self R_field q n x Hq) as E.
    pose proof (@Distances.power_nonneg R_field (rho + e) q P) as Z.
    change (@Distances.power_sum R_field q n x x <= @Distances.fpower R_field (rho + e) q). apply (Rle_trans _ 0).
    + apply Req_le. exact E.
    + exact Z.
Qed.

Theorem D_real_sharp_linf : attained (within_linf (S (S (S N))) rho).
Proof.
  apply (attained_in (@OptimisationFields.linf_over R_archimedean (S (S (S N))))).
  - intros S x W e He. destruct (W e He) as (s & Ss & P & L). exists s. split; [exact Ss |]. split; [exact P |].
    intros j Hj. rewrite <- abs_real. apply L, Hj.
  - intros S x H e He. exists x. change (0 < e) in He. split; [exact H |]. assert (P : 0 <= rho + e) by lra.
    split; [exact P |]. intros j _. rewrite abs_real. change (Rabs (x j - x j) <= rho + e).
    rewrite Rminus_diag_eq by reflexivity. rewrite Rabs_R0. exact P.
Qed.
End Programs.
