(** * The sharpness for C1 and D over fields, stronger

    C1: further columns may have entries as large as the first two, c(alpha) >= 0 follows.  D: y_1 = 0 is allowed, and
    any first index, as only the larger of the two entries has to be positive.  The reader may begin at any level. *)

From Coq Require Import QArith Lqa Lia PeanoNat.
From Barriers Require Import OrderedFields Archimedean Algorithms Computation Sharpness GeneralFields.
From Barriers Require Import Sums Optimisation Distances Entries Digits OptimisationFields SharpnessFields.
From Barriers Require LinearPrograms.
From Mutants Require Import RefuteSharpnessFields.
From Mutants Require AnyEntries.
Open Scope field_scope.

Lemma coefficient_nonneg {K : ordered_field} (p : program_over K) (top : K) : admitted p top -> 0 <= coefficient p top.
Proof.
  intros top_admitted. pose proof (admitted_positive p top top_admitted) as P.
    pose proof (coefficient_times p top P) as E.
  assert (I : 0 < / top) by (apply inv_positive, P). assert (Ki : top * / top == 1) by (apply mult_inv_r; fra).
  apply (mult_le_cancel _ _ top P). rewrite E. destruct p; simpl in *; fnra.
Qed.

Section Corners.
Context {K : ordered_field}.
Variables (p : program_over K) (m N : nat) (b g : nat -> K) (top alpha beta : K).
Hypothesis top_admitted : admitted p top.
Hypothesis further : forall j, 0 <= g j <= top.
Hypothesis first_entry : 0 <= alpha <= top.
Hypothesis second_entry : 0 <= beta <= top.

Lemma corner_solves u v : 0 <= u -> 0 <= v -> u + v == coefficient p top -> (alpha < top -> u == 0) ->
  (beta < top -> v == 0) ->
  minimiser p (S m) (S (S N)) (family_matrix alpha beta b g (S m)) e1 (pair u v).
Proof.
  intros U V E A B. pose proof (admitted_positive p top top_admitted) as P.
  assert (R : forall j, (j < S (S N))%nat -> 0 <= family_matrix alpha beta b g (S m) O j <= top).
  { intros [| [| j]] _; [exact first_entry | exact second_entry |]. unfold family_matrix.
    destruct (_ <=? _)%nat; [fra | apply further]. }
  assert (L : forall i j, (i < m)%nat -> (j < S (S N))%nat -> family_matrix alpha beta b g (S m) O j < top \/
    family_matrix alpha beta b g (S m) (S i) j == 0).
  { intros i [| [| j]] Hi _; unfold family_matrix.
    - right. destruct (Nat.eqb_spec 0 (S i + 1)); [lia | reflexivity].
    - right. destruct (Nat.eqb_spec 1 (S i + 1)); [lia | reflexivity].
    - destruct (Nat.leb_spec (S (S j)) (S m)); [left; exact P | right]. destruct (Nat.eqb_spec (S (S j)) (S i + 1));
      [lia | reflexivity]. }
  assert (X : solution (S (S N)) (family_matrix alpha beta b g (S m)) top p (pair u v)).
  { split; [| rewrite pair_sum; exact E]. intros [| [| j]] _; simpl; [split; [exact U | exact A] | split;
    [exact V | exact B] | split; [fra | reflexivity]]. }
  apply (minimiser_solution m (S (S N)) _ top p R L top_admitted (pair u v) X). exact X.
Qed.
End Corners.

Section C1.
Context {K : archimedean_field}.
Variables (p : program_over K) (m N : nat) (b g : nat -> K) (top : K) (first : nat).
Hypothesis top_admitted : admitted p top.
Hypothesis further : forall j, 0 <= g j <= top.
Hypothesis first_small : quarter first <= top.
Let c := coefficient p top.
Let lowered n : (first <= n)%nat -> 0 <= top - quarter n < top.
Proof. intros H. split; [apply (lowered_nonneg top first n first_small H) | apply lowered_lt]. Qed.
Let top_range : 0 <= top <= top.
Proof. pose proof (admitted_positive p top top_admitted). fra. Qed.

Lemma corner_of_member i n : (first <= n)%nat -> inverse_solutions p m N b g top (Member i n) (match i with One =>
  pair c 0 | Two => pair 0 c end).
Proof.
  intros H. pose proof (lowered n H). pose proof (coefficient_nonneg p top top_admitted).
  destruct i; apply (corner_solves p m N b g top); cbn [first_entry second_entry]; try assumption; unfold c in *; fra.
Qed.
Lemma corner_of_limit i : inverse_solutions p m N b g top Limit (match i with One => pair c 0 | Two => pair 0 c end).
Proof.
  pose proof (coefficient_nonneg p top top_admitted).
  destruct i; apply (corner_solves p m N b g top); cbn [first_entry second_entry]; try assumption; unfold c in *; fra.
Qed.

Theorem C1_sharp_any info rho l : 0 <= rho ->
  (forall iota, is_input first iota -> answers_about (inverse_evaluation m N b g top iota) (info iota)) ->
  let s1 := pair c 0 in let s2 := pair 0 c in let ask := reader O 1%nat s1 s2 l in
  halts_almost_surely (info Limit) (coin s1 s2) /\
  forall iota, is_input first iota ->
    let success := probability_at_least (info iota)
      (within_of (euclidean_over (S (S N))) rho (inverse_solutions p m N b g top iota)) in
    success (1 # 2)%Q (coin s1 s2) /\ success (2 # 3)%Q (two_thirds s1 s2 ask).
Proof.
  intros R A s1 s2 ask.
  assert (Exact : forall (S : (nat -> K) -> Prop) u v, S (pair u v) ->
    within_of (euclidean_over (Datatypes.S (Datatypes.S N))) rho S (pair u v)).
  { intros S u v H. apply (within_plane N rho S u v u v R H). pose proof (mult_le_0_compat rho rho R R). fra. }
  destruct (K_fields_sharp_from (euclidean_over (S (S N))) (inverse_evaluation m N b g top)
    (inverse_solutions p m N b g top) rho first info s1 s2 O 1 l A) as [H H'].
  - intros n Hn. apply Exact, (corner_of_member One n Hn).
  - intros n Hn. apply Exact, (corner_of_member Two n Hn).
  - apply Exact, (corner_of_limit One).
  - apply Exact, (corner_of_limit Two).
  - intros n _. apply one_larger, family_depends.
  - intros n _. apply two_larger, family_depends.
  - split; [exact H |]. intros iota Hi success. destruct (H' iota Hi) as (H1 & H2 & _). split; assumption.
Qed.
End C1.

Section D.
Context {K : archimedean_field}.
Variables (m N : nat) (top y1 : K) (first : nat).
Hypothesis top_positive : 0 < top.
Hypothesis y1_nonneg : 0 <= y1.
Add Field K_f : (K_field K) (morphism (of_Q_morph K), constants [f_cst], setoid (K_setoid K) (K_ext K)).

Theorem D_sharp_any (d : metric_over K (nat -> K)) info rho l :
  (forall (S : (nat -> K) -> Prop) x, S x -> within_of d rho S x) ->
  (forall iota, is_input first iota -> answers_about (LinearPrograms.linear_evaluation m N top y1 iota) (info iota)) ->
  let s1 := pair (y1 / top) 0 in let s2 := pair 0 (y1 / top) in let ask := reader O 1%nat s1 s2 l in
  halts_almost_surely (info Limit) (coin s1 s2) /\
  forall iota, is_input first iota ->
    let success := probability_at_least (info iota)
      (within_of d rho (LinearPrograms.linear_solutions m N top y1 iota)) in
    success (1 # 2)%Q (coin s1 s2) /\ success (2 # 3)%Q (two_thirds s1 s2 ask).
Proof.
  intros Exact A s1 s2 ask.
  assert (C : 0 <= y1 / top) by (unfold fdiv; apply mult_le_0_compat; [exact y1_nonneg | apply lt_le, inv_positive,
    top_positive]).
  assert (T : top * (y1 / top) == y1) by (field; fra).
  assert (Larger : forall alpha beta u v, (if lt_le_dec alpha beta then beta else alpha) == top -> 0 <= u ->
    0 <= v -> u + v == y1 / top ->
    (alpha < beta -> u == 0) -> (beta < alpha -> v == 0) -> LinearPrograms.optimal m N alpha beta y1 (pair u v)).
  { intros alpha beta u v E U V W Zu Zv. apply AnyEntries.solutions_any; [rewrite E;
    exact top_positive | exact y1_nonneg |].
    exists u, v. split; [intros j _; reflexivity |]. rewrite E, W. repeat split; assumption. }
  destruct (K_fields_sharp_from d (LinearPrograms.linear_evaluation m N top y1)
    (LinearPrograms.linear_solutions m N top y1) rho first info s1 s2 O 1 l A) as [H H'].
  - intros n Hn. pose proof (Entries.quarter_positive (K := K) n). apply Exact, Larger;
    cbn [first_entry second_entry]; try destruct (lt_le_dec _ _); fra.
  - intros n Hn. pose proof (Entries.quarter_positive (K := K) n). apply Exact, Larger;
    cbn [first_entry second_entry]; try destruct (lt_le_dec _ _); fra.
  - apply Exact, Larger; cbn [first_entry second_entry]; try destruct (lt_le_dec _ _); fra.
  - apply Exact, Larger; cbn [first_entry second_entry]; try destruct (lt_le_dec _ _); fra.
  - intros n _. apply one_larger, LinearPrograms.program_depends.
  - intros n _. apply two_larger, LinearPrograms.program_depends.
  - split; [exact H |]. intros iota Hi success. destruct (H' iota Hi) as (H1 & H2 & _). split; assumption.
Qed.
End D.

Lemma positive_above {K : ordered_field} (top : K) n : quarter n < top -> 0 < top.
Proof. intros H. pose proof (Entries.quarter_positive (K := K) n). fra. Qed.

(** A probability is less, or a condition weaker. *)
Ltac prove_SharpnessFields_C1_fields_sharp :=
  intros K m N top first p b g info rho; intros; cbv zeta;
  lazymatch goal with |- context [reader _ _ _ _ ?l] =>
    let T := fresh in
    assert (T := fun A G F => C1_sharp_any p m N b g top first A G F info rho l);
    cbv zeta in T; repeat match type of T with
      | ?A -> ?B => let a := fresh in assert (a : A) by (first [assumption | let j := fresh in intros j;
        match goal with h : forall j : nat, _ |- _ => specialize (h j); fra end]); specialize (T a); clear a
      end; reached_with_less T
  end.
Ltac prove_SharpnessFields_D_fields_sharp :=
  first
    [ exists Q_archimedean, O, O, 1%Q, 1%nat, 1%Q, (linf_over 3), (fun _ _ _ => 0%Q), 0%Q;
      exact (D_fields_sharp (K := Q_archimedean) 0 0 1%Q 1 1%Q (linf_over 3) (fun _ _ _ => 0%Q) 0%Q)
    | intros K m N top first y1 d info rho; intros; cbv zeta;
      lazymatch goal with |- context [reader _ _ _ _ ?l] =>
        let T := fresh in
        assert (T := fun A B => D_sharp_any m N top y1 first A B d info rho l);
        cbv zeta in T; repeat match type of T with
          | ?A -> ?B => let a := fresh in assert (a : A) by (first [assumption | fra | eapply positive_above;
            eassumption]); specialize (T a); clear a
          end; reached_with_less T
      end ].
