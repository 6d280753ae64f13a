(** * Mutants of the sharpness of J over fields: of a coin just the one side is right, or none *)

From Coq Require Import QArith List Lqa Lia PeanoNat.
From Barriers Require Import OrderedFields Archimedean ProbabilitySpaces Algorithms Computation Sharpness.
From Barriers Require Import GeneralAlgorithms GeneralFields TrustBarriers VacuityComputation VacuityFields SharpnessFields.
From Mutants Require Import Verdicts Facts RefuteFields.
Import ListNotations.
Open Scope Q_scope.

(** A coin is right with half the number of its sides that are. *)
Lemma coin_bound {M} o (G : M -> Prop) x y b c c' : bound (G x) c -> bound (G y) c' -> probability_at_least o G b (coin x y) ->
  b <= (if c then 1 # 2 else 0) + (if c' then 1 # 2 else 0).
Proof.
  intros X Y H. apply Qnot_lt_le. intros L.
  destruct (H ((1 # 2) * (b - ((if c then 1 # 2 else 0) + (if c' then 1 # 2 else 0))))) as [m A]; [lra |].
  apply attains_flip_inv in A as (q & r & A & B & S).
  pose proof (attains_le_one _ _ _ _ _ A). pose proof (attains_le_one _ _ _ _ _ B).
  apply attains_output_inv in A. apply attains_output_inv in B. unfold bound in *.
  destruct c, c'; destruct A as [A | A]; try (apply X in A; discriminate); destruct B as [B | B]; try (apply Y in B; discriminate); lra.
Qed.
Ltac refute_SharpnessFields_J_fields_sharp m :=
  let go S s s0 n :=
    (let q := fresh "q" in
     pose proof (m KQ bool two_points S (fun _ => o0) 0 s s0) as q;
     repeat lazymatch type of q with
       | forall _ : nat, _ => fail
       | ?A -> ?B => let a := fresh in assert (a : A) by (clear m q; solve [assumed]); specialize (q a); clear a
       end;
     specialize (q n);
     eapply coin_bound in q;
     [ | first [apply bound_no; let k := fresh in intro k; solve [no k] | apply bound_yes] .. ];
     vm_compute in q; apply q; reflexivity) in
  first
    [ go jump_right false true 0%nat | go (three_sets is_true none is_false) false true 1%nat
    | go (three_sets none is_true is_true) true true 0%nat | go (three_sets is_true is_true none) true true 2%nat ].
Lemma less_is_reached {M} o (G : M -> Prop) t p q : q <= p -> probability_at_least o G p t -> probability_at_least o G q t.
Proof. intros L H e He. destruct (H e He) as [m A]. exists m. apply (attains_less _ _ _ _ _ _ A). lra. Qed.
Ltac prove_SharpnessFields_J_fields_sharp :=
  first
    [ exists KQ, bool, two_points, jump_right, (fun _ => o0), 0, false, true; exact (@J_fields_sharp KQ bool two_points jump_right (fun _ => o0) 0 false true)
    | intros K M d Xi info alpha s s0 H H0 n; apply (less_is_reached _ _ _ (1 # 2)); [discriminate |];
      apply J_fields_sharp; assumption ].
