(** * No output is right on two inputs whose solutions are apart

    The limit and a member of B, the two members of C and of D: where 2 alpha < kappa, nothing is within alpha of the
    solutions of both ([not_both]).  This is B1, and the distance of the two corners. *)

From Coq Require Import ZArith QArith Qabs Lia List Bool String.
From Barriers Require Import Json Numerals NetworkChecker Intervals.
From Barriers Require Import OrderedFields Archimedean Networks Minimisers.
From Barriers Require Import Algorithms Computation Sums Optimisation Distances Entries LinearPrograms GeneralFields.
From Barriers Require Import Families Rightness Corners RightChecker Posed.
Import ListNotations.
Open Scope Q_scope.

(** The inputs on one of which whatever recurs is wrong. *)
Definition apart_branches (F : family) : Z * Z := match F with Trained _ _ _ _ _ => (0, 1)%Z | _ => (1, 2)%Z end.

Section Apart.
Context {K : archimedean_field}.
Open Scope field_scope.
Local Notation "0" := (@fzero K) : field_scope.
Local Notation "1" := (@fone K) : field_scope.
Add Field K_f : (K_field K) (morphism (of_Q_morph K), constants [f_cst], setoid (K_setoid K) (K_ext K)).
Local Notation pair := (@pair K).
Local Notation q0 := (0%Q) (only parsing).

Lemma corners_far s N (c alpha : Q) (A B : (nat -> K) -> Prop) : (0 <= c)%Q -> (0 <= alpha)%Q ->
  (powered s ((2 # 1) * alpha) <
    match s with LengthOne => (2 # 1) * c | LengthTwo => (2 # 1) * (c * c) | LengthInf => c end)%Q ->
  (forall y, A y -> equal (S (S N)) y (pair (of_Q c) 0)) -> (forall y, B y -> equal (S (S N)) y (pair 0 (of_Q c))) ->
  exists kappa, $2 * of_Q alpha < kappa /\ at_distance (length_metric s (S (S N))) kappa A B.
Proof.
  intros C A0 L HA HB. apply (of_Q_lt K) in L. apply (of_Q_le K) in C, A0. change (of_Q q0) with 0 in C, A0.
  destruct s; cbn [powered] in L; rewrite !q_mul in L; change (of_Q (2 # 1)) with ($2 : K) in L.
  - exists ($2 * of_Q c). split; [exact L|]. intros x y r X Y D.
    apply (corners_ball 1 N (of_Q c) ($2 * of_Q c) (le_n 1) C ltac:(fra)) with (x := x) (y := y);
      [cbn [fpower]; fra|apply HA, X|apply HB, Y|exact D].
  - destruct (kappa_exists 2 (of_Q alpha) (of_Q c) A0) as (kappa & K1 & K2 & K3); [cbn [fpower]; fra|].
    exists kappa. split; [exact K1|]. intros x y r X Y D.
    apply (corners_ball 2 N (of_Q c) kappa (le_S 1 1 (le_n 1)) C K2 K3) with (x := x) (y := y);
      [apply HA, X|apply HB, Y|exact D].
  - exists (of_Q c). split; [exact L|]. intros x y r X Y D.
    apply (corners_sup_ball N (of_Q c) C) with (x := x) (y := y); [apply HA, X|apply HB, Y|exact D].
Qed.

Lemma first_corner N c y : (exists u z : K, equal N y (pair u z) /\ in_segment 1 c u z) -> equal N y (pair c 0).
Proof.
  intros (u & z & Eq & U & Z & S & Hz & _). specialize (Hz eq_refl). intros j Hj. rewrite (Eq j Hj).
  destruct j as [|[|j]]; simpl; fra.
Qed.
Lemma second_corner N c y : (exists u z : K, equal N y (pair u z) /\ in_segment 2 c u z) -> equal N y (pair 0 c).
Proof.
  intros (u & z & Eq & U & Z & S & _ & Hu). specialize (Hu eq_refl). intros j Hj. rewrite (Eq j Hj).
  destruct j as [|[|j]]; simpl; fra.
Qed.

Theorem not_both F epshat alpha n n' x : posed F alpha -> tolerated F epshat ->
  admits F (fst (apart_branches F)) n -> admits F (snd (apart_branches F)) n' ->
  right (K := K) F epshat alpha (fst (apart_branches F)) n x -> right F epshat alpha (snd (apart_branches F)) n' x ->
    False.
Proof.
  destruct F as [a widths r e c|kind top lambda eta m columns q weak|s top y1 m columns];
    intros (Hy & A0 & L) Tol Ad1 Ad2; cbn [apart_branches fst snd] in *; unfold right.
  - pose proof (trained_facts a widths r e c [] Hy (K := K)) as (D & NE & FP & A & Pr). destruct Tol as [E0 C].
    cbn [norm_of powered apart_by] in L. apply (of_Q_lt K) in L. rewrite q_mul, q_sub in L.
    apply (within_of_not_both max_over ($(1 # 2) - of_Q e)); [|exact L]. intros v w t V W [_ Dt].
    eapply le_trans; [|exact Dt]. unfold trained_on in V, W. change (shift_of 0 n r) with 0 in V.
    refine (B1_gap (dimension_of widths) (hidden_of widths) (of_Q a) (shift_of 1 n' r) (of_Q e) epshat (Z.to_nat r)
      (cost_of c (Z.to_nat r)) D NE FP A _ Pr C v w V W).
    apply shift_positive. reflexivity.
  - intros R1 R2. pose proof Hy as (_ & _ & M & _).
    pose proof (inverse_solutions (K := K) kind top lambda eta m columns q weak 1 n Hy Ad1 ltac:(lia)) as S1.
    pose proof (inverse_solutions (K := K) kind top lambda eta m columns q weak 2 n' Hy Ad2 ltac:(lia)) as S2.
    destruct (Z.to_nat columns) as [|[|N]] eqn:En; [lia|lia|].
    destruct (corners_far LengthTwo N (corner (Inverse kind top lambda eta m columns q weak)) alpha _ _
      (corner_nonneg (K := K) kind top lambda eta m columns q weak 1 n Hy Ad1) A0 L
      (fun y Y => first_corner _ _ y (proj1 (S1 y) Y)) (fun y Y => second_corner _ _ y (proj1 (S2 y) Y)))
      as (kappa & K1 & K2).
    exact (within_of_not_both _ kappa _ _ _ _ K2 K1 R1 R2).
  - intros R1 R2. pose proof Hy as (_ & M).
    pose proof (linear_solutions_are (K := K) s top y1 m columns 1 n Hy Ad1 ltac:(lia)) as S1.
    pose proof (linear_solutions_are (K := K) s top y1 m columns 2 n' Hy Ad2 ltac:(lia)) as S2.
    destruct (Z.to_nat columns) as [|[|N]] eqn:En; [lia|lia|].
    assert (L' : (powered s ((2 # 1) * alpha) < match s with LengthOne => (2 # 1) * corner (Linear s top y1 m columns)
      | LengthTwo => (2 # 1) * (corner (Linear s top y1 m columns) * corner (Linear s top y1 m columns))
      | LengthInf => corner (Linear s top y1 m columns) end)%Q) by (destruct s; exact L).
    destruct (corners_far s N (corner (Linear s top y1 m columns)) alpha _ _
      (linear_corner_nonneg (K := K) s top y1 m columns 1 n Hy Ad1) A0 L'
      (fun y Y => first_corner _ _ y (proj1 (S1 y) Y)) (fun y Y => second_corner _ _ y (proj1 (S2 y) Y)))
      as (kappa & K1 & K2).
    exact (within_of_not_both _ kappa _ _ _ _ K2 K1 R1 R2).
Qed.
End Apart.
