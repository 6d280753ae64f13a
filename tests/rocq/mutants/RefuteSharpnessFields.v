(** * Mutants of the sharpness of J over fields: of a coin just the one side is right, or none *)

From Coq Require Import QArith List Lqa Lia PeanoNat.
From Barriers Require Import OrderedFields Archimedean ProbabilitySpaces Algorithms Computation Sharpness.
From Barriers Require Import GeneralAlgorithms GeneralFields TrustBarriers VacuityComputation VacuityFields
  SharpnessFields.
From Barriers Require VacuityOptimisation.
From Mutants Require Import Verdicts Facts RefuteFields.
Import ListNotations.
Open Scope Q_scope.

(** A coin is right with half the number of its sides that are. *)
Lemma coin_bound {M} o (G : M -> Prop) x y b c c' : bound (G x) c -> bound (G y) c' ->
  probability_at_least o G b (coin x y) ->
  b <= (if c then 1 # 2 else 0) + (if c' then 1 # 2 else 0).
Proof.
  intros X Y H. apply Qnot_lt_le. intros L.
  destruct (H ((1 # 2) * (b - ((if c then 1 # 2 else 0) + (if c' then 1 # 2 else 0))))) as [m A]; [lra |].
  apply attains_flip_inv in A as (q & r & A & B & S).
  pose proof (attains_le_one _ _ _ _ _ A). pose proof (attains_le_one _ _ _ _ _ B).
  apply attains_output_inv in A. apply attains_output_inv in B. unfold bound in *.
  destruct c, c'; destruct A as [A | A]; try (apply X in A; discriminate); destruct B as [B | B]; try (apply Y in B;
    discriminate); lra.
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
Lemma less_is_reached {M} o (G : M -> Prop) t p q : q <= p -> probability_at_least o G p t ->
  probability_at_least o G q t.
Proof. intros L H e He. destruct (H e He) as [m A]. exists m. apply (attains_less _ _ _ _ _ _ A). lra. Qed.
Ltac prove_SharpnessFields_J_fields_sharp :=
  first
    [ exists KQ, bool, two_points, jump_right, (fun _ => o0), 0, false, true;
      exact (@J_fields_sharp KQ bool two_points jump_right (fun _ => o0) 0 false true)
    | intros K M d Xi info alpha s s0 H H0 n; apply (less_is_reached _ _ _ (1 # 2)); [discriminate |];
      apply J_fields_sharp; assumption ].

(** ** K, C1 and D *)

(** The reader may begin at any level. *)
Lemma fields_reader_from {K : archimedean_field} {M} (f : nat -> K) o (G : M ->
  Prop) k1 k2 s1 s2 l : answers_about f o ->
  (f k2 < f k1 /\ G s1)%F \/ (f k1 < f k2 /\ G s2)%F -> exists m, attains o G m (reader k1 k2 s1 s2 l) 1.
Proof.
  intros A D. assert (P : (0 < fabs (f k1 - f k2))%F).
  { pose proof (abs_spec (f k1 - f k2)%F). destruct D as [[D _] | [D _]]; fra. }
  destruct (half_vanishes ($(1 # 4) * fabs (f k1 - f k2))%F) as [j Hj]; [fra |].
  exists (j + l)%nat. apply (fields_reader_decides f o G k1 k2 s1 s2 A D).
  pose proof (half_level (K := K) j (j + l) ltac:(lia)). fra.
Qed.
Lemma K_fields_sharp_from {K : archimedean_field} {M} (d : metric_over K M) (f : fork -> nat -> K) (Xi : fork ->
  M -> Prop)
    (alpha : K) first (info : fork -> oracle) (s1 s2 : M) k1 k2 l :
  (forall iota, is_input first iota -> answers_about (f iota) (info iota)) ->
  (forall n, (first <= n)%nat -> within_of d alpha (Xi (Member One n)) s1) ->
  (forall n, (first <= n)%nat -> within_of d alpha (Xi (Member Two n)) s2) ->
  within_of d alpha (Xi Limit) s1 -> within_of d alpha (Xi Limit) s2 ->
  (forall n, (first <= n)%nat -> (f (Member One n) k2 < f (Member One n) k1)%F) ->
  (forall n, (first <= n)%nat -> (f (Member Two n) k1 < f (Member Two n) k2)%F) ->
  let ask := reader k1 k2 s1 s2 l in
  halts_almost_surely (info Limit) (coin s1 s2) /\
  forall iota, is_input first iota ->
    let success := probability_at_least (info iota) (within_of d alpha (Xi iota)) in
    success (1 # 2) (coin s1 s2) /\ success (2 # 3) (two_thirds s1 s2 ask) /\ (iota <> Limit -> success 1 ask).
Proof.
  intros A H1 H2 L1 L2 K1 K2 ask. split; [apply coin_halts |]. intros iota Hi success.
  assert (R : within_of d alpha (Xi iota) s1 \/ within_of d alpha (Xi iota) s2).
  { destruct iota as [| [|] n]; [left; exact L1 | left; apply H1, Hi | right; apply H2, Hi]. }
  split; [apply (attains_at_least _ _ O), coin_succeeds, R |].
  destruct iota as [| i n]; [split; [apply K_two_thirds_limit; assumption | congruence] |].
  destruct (fields_reader_from (f (Member i n)) (info (Member i n)) (within_of d alpha (Xi (Member i n)))
              k1 k2 s1 s2 l) as [m Hm].
  - apply A, Hi.
  - destruct i; [left | right]; split; auto.
  - split; [apply (K_two_thirds_member _ _ _ _ _ m R Hm) | intros _; apply (attains_at_least _ _ m), Hm].
Qed.

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
      lazymatch goal with |- context [reader _ _ _ _ ?l] =>
        let T := fresh in pose proof (K_fields_sharp_from d f Xi alpha first info s1 s2 k1 k2 l A B C D E G H) as T;
        cbv zeta in T; reached_with_less T
      end ].
