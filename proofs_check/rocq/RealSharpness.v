(** * That the constants of J and K are sharp over the real numbers

    The algorithms are trees on fair bits, with every admissible information; SharpnessFields.v, read in R. *)

From Coq Require Import QArith Lia PeanoNat.
From Coq Require Import Raxioms RIneq Rbasic_fun Rfunctions R_Ifp Rlimit Rseries Lra.
From Barriers Require Import OrderedFields Archimedean RealField Algorithms Computation Sharpness.
From Barriers Require Import GeneralFields SharpnessFields RealComputation.
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
