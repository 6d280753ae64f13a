(** * Mutants of the sharpness of J over fields: of a coin just the one side is right, or none *)

From Coq Require Import QArith List Lqa Lia PeanoNat.
From Barriers Require Import OrderedFields Archimedean ProbabilitySpaces Algorithms Computation Sharpness.
From Barriers Require Import GeneralAlgorithms GeneralFields TrustBarriers VacuityComputation VacuityFields SharpnessFields.
From Barriers Require VacuityOptimisation.
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

(** ** K, C1 and D *)

Definition any_set (x : bool) : Prop := True.
Definition sets (l : bool -> Prop) (a b : nat -> bool -> Prop) (iota : fork) : bool -> Prop :=
  match iota with Limit => l | Member One n => a n | Member Two n => b n end.

Ltac refute_SharpnessFields_K_fields_sharp m :=
  let go S at_ :=
    (let q := fresh "q" in
     pose proof (m KQ bool two_points a_fork S 0 1%nat VacuityOptimisation.fork_known_by true false 0%nat 1%nat) as q;
     repeat lazymatch type of q with
       | ?A -> ?B =>
           let a := fresh in
           assert (a : A) by (clear m q; solve [exact VacuityOptimisation.fork_known_about | intros; apply quarter_positive | assumed]);
           specialize (q a); clear a
       end;
     cbv zeta in q; destruct q as [_ q]; specialize (q at_);
     match type of q with ?A -> _ => let a := fresh in assert (a : A) by (first [exact I | cbn; lia]); specialize (q a) end;
     destruct q as [q _]; eapply coin_bound in q;
     [ | first [apply bound_no; let k := fresh in intro k; solve [no k] | apply bound_yes] .. ];
     vm_compute in q; apply q; reflexivity) in
  first
    [ go fork_right (Member One 1)
    | go (sets any_set (fun _ => none) (fun _ => any_set)) (Member One 1) | go (sets any_set (fun _ => any_set) (fun _ => none)) (Member Two 1)
    | go (sets any_set (three_sets none none any_set) (fun _ => any_set)) (Member One 1)
    | go (sets any_set (fun _ => any_set) (three_sets none none any_set)) (Member Two 1)
    | go (sets any_set (three_sets none any_set none) (fun _ => any_set)) (Member One 2)
    | go (sets any_set (fun _ => any_set) (three_sets none any_set none)) (Member Two 2) ].
(** What is reached is reached with less. *)
Ltac reached_with_less T :=
  let T1 := fresh in let T2 := fresh in
  destruct T as [T1 T2]; split; [exact T1 |];
  let iota := fresh in let Hi := fresh in intros iota Hi; specialize (T2 iota Hi);
  repeat match type of T2 with
    | _ /\ _ =>
        let U := fresh in destruct T2 as [U T2];
        split; [first [exact U | refine (less_is_reached _ _ _ _ _ _ U); discriminate] |]
    end;
  first [ exact T2 | refine (less_is_reached _ _ _ _ _ _ T2); discriminate
        | let N := fresh in intros N; specialize (T2 N); refine (less_is_reached _ _ _ _ _ _ T2); discriminate ].
Ltac prove_SharpnessFields_K_fields_sharp :=
  first
    [ exists KQ, bool, two_points, a_fork, fork_right, 0, 1%nat, (fun _ => o0), true, false, O, 1%nat;
      exact (@K_fields_sharp KQ bool two_points a_fork fork_right 0 1 (fun _ => o0) true false 0 1)
    | cbv zeta; intros K M d f Xi alpha first info s1 s2 k1 k2 A B C D E G H;
      let T := fresh in pose proof (K_fields_sharp d f Xi alpha first info s1 s2 k1 k2 A B C D E G H) as T;
      cbv zeta in T; reached_with_less T ].
Ltac prove_SharpnessFields_C1_fields_sharp :=
  cbv zeta; intros K m N top first p b g info rho A B C D E G;
  let T := fresh in pose proof (C1_fields_sharp m N top first p b g info rho A B C D E G) as T; cbv zeta in T; reached_with_less T.
Ltac prove_SharpnessFields_D_fields_sharp :=
  cbv zeta; intros K m N top first y1 d info rho A B C D E;
  let T := fresh in pose proof (D_fields_sharp m N top first y1 d info rho A B C D E) as T; cbv zeta in T; reached_with_less T.
