(** * Mutants of A7's probabilities for a real p: the instances are rational, the strict bounds hold *)

From Coq Require Import ZArith QArith Qreals List Lia PeanoNat.
From Coq Require Import Raxioms RIneq Rbasic_fun Rfunctions Lra.
From Barriers Require Import RandomSets RealsRandomPoints.
From Mutants Require Import Verdicts RefuteReals RefuteRandomSets.
Import ListNotations.
Open Scope R_scope.

(** A probability of few draws is computed. *)
Lemma probability_is B m E q : (draws B m E == q)%Q -> probability B m E = Q2R q.
Proof. intros H. apply Qeq_eqR, H. Qed.

Ltac computed m :=
  match type of m with context [probability ?B ?k ?E] =>
    let q := eval vm_compute in (Qred (draws B k E)) in
    rewrite (probability_is B k E q ltac:(vm_compute; reflexivity)) in m end;
  unfold Q2R in m; simpl in m; Lra.lra.

Ltac small_numbers m :=
  repeat (let h := fresh in
    match type of m with ?A -> _ => assert (h : A) by (clear m; simpl; first [Lra.lra | lia]); specialize (m h) end).

Ltac refute_RealsRandomPoints_A7_a m :=
  let at_ B k n p := (specialize (m B k n p); small_numbers m; computed m) in
  first [at_ 1%nat 1%nat 1%nat 1 | at_ 2%nat 1%nat 2%nat (1 / 2) | at_ 0%nat 0%nat 0%nat (-1)
        | at_ 0%nat 1%nat 0%nat (1 / 2)].

(** The bound (a), strictly, and without n <= B: p may be taken rational. *)
Lemma below_any_real B m n p : 0 <= p -> INR m <= p * INR n -> 1 - p <= probability B m (all_below n) /\
  (0 < p -> 1 - p < probability B m (all_below n)).
Proof.
  intros P L. destruct m as [| m].
  { unfold probability, draws. simpl. unfold Q2R. simpl. split; intros; lra. }
  assert (P' : 0 < p). { destruct P as [P | P]; [exact P |]. subst p. rewrite S_INR in L. pose proof (pos_INR m). lra. }
  destruct (A7_rational (S m) n p P' L) as (q & Q0 & Lq & Up). specialize (Up ltac:(discriminate)).
  pose proof (Qreals.Qlt_Rlt _ _ (below_strict B (S m) n q Q0 Lq)) as S.
  rewrite Qreals.Q2R_minus, one_real in S. unfold probability. split; intros; lra.
Qed.

Ltac prove_RealsRandomPoints_A7_a :=
  first
    [ exists 0%nat, 0%nat, 0%nat, (-1); intros; Lra.lra
    | intros B m n p; intros; destruct (below_any_real B m n p ltac:(Lra.lra) ltac:(Lra.lra)) as [? ?];
      solve [Lra.lra | auto] ].

Lemma drawn_real B m M : (0 <= M <= B)%nat ->
  1 - INR M * (1 - / (INR M * INR (S M))) ^ m <= probability B m (all_drawn M).
Proof.
  intros H. destruct M as [| M]; [| apply A7_b; lia]. pose proof (Qreals.Qle_Rle _ _ (drawn_from_0 B m 0 H)) as A.
  rewrite Qreals.Q2R_minus, Qreals.Q2R_mult, number_real, one_real in A. unfold probability. simpl in *. lra.
Qed.

Lemma product_big M : (1 <= M)%nat -> 0 <= / (INR M * INR (S M)) <= 1.
Proof.
  intros H. apply le_INR in H. rewrite S_INR. simpl in H.
  assert (1 <= INR M * (INR M + 1)) by nra. split; [apply Rlt_le, Rinv_0_lt_compat; lra |].
  rewrite <- Rinv_1. apply Rinv_le_contravar; lra.
Qed.

Lemma factor_2 M m : (1 <= M)%nat -> 1 <= INR M * (2 - / (INR M * INR (S M))) ^ m.
Proof.
  intros H. pose proof (product_big M H). apply le_INR in H. simpl in H.
  pose proof (pow_R1_Rle (2 - / (INR M * INR (S M))) m ltac:(lra)). nra.
Qed.

Lemma probability_range B m E : 0 <= probability B m E.
Proof.
  unfold probability. rewrite <- RMicromega.Q2R_0. apply Qreals.Qle_Rle. apply draws_range.
Qed.

Ltac refute_RealsRandomPoints_A7_b m :=
  let at_ B k M := (specialize (m B k M); small_numbers m; computed m) in
  first [at_ 1%nat 0%nat 1%nat | at_ 1%nat 1%nat 1%nat | at_ 2%nat 1%nat 2%nat | at_ 1%nat 3%nat 1%nat
        | at_ 0%nat 4%nat 2%nat].
Ltac prove_RealsRandomPoints_A7_b :=
  intros B m M H; first
    [ pose proof (drawn_real B m M ltac:(lia)); Lra.lra
    | pose proof (factor_2 M m ltac:(lia)); pose proof (probability_range B m (all_drawn M)); Lra.lra ].

(** Both at once, with p - 1 for the first and q - 1 for the second. *)
Lemma both_real B m n M : probability B m (all_below n) + probability B m (all_drawn M) - 1 <=
  probability B m (fun l => all_below n l && all_drawn M l)%bool.
Proof.
  unfold probability. rewrite <- one_real, <- Qreals.Q2R_plus, <- Qreals.Q2R_minus. apply Qreals.Qle_Rle.
  apply both; apply Qle_refl.
Qed.

Ltac refute_RealsRandomPoints_A7_a_and_b m :=
  let at_ B k n p M := (specialize (m B k n p M); small_numbers m; computed m) in
  first [at_ 2%nat 1%nat 2%nat (1 / 2) 1%nat | at_ 1%nat 1%nat 1%nat 1 1%nat | at_ 1%nat 0%nat 0%nat (-1) 1%nat
        | at_ 1%nat 1%nat 0%nat (1 / 4) 1%nat].

(** Where M > B >= n, nothing is claimed (RefuteRandomSets.nothing_claimed, for a real p). *)
Lemma nothing_claimed_real m n p M : 0 <= p -> INR m <= p * INR n -> (n < M)%nat ->
  1 - p - INR M * (1 - / (INR M * INR (S M))) ^ m <= 0.
Proof.
  intros P L H. pose proof (product_big M ltac:(lia)) as W. pose proof (pos_INR M) as M0.
  pose proof (pow_le (1 - / (INR M * INR (S M))) m ltac:(lra)) as C.
  destruct m as [| m].
  { apply le_INR in H. rewrite S_INR in H. pose proof (pos_INR n). simpl. lra. }
  assert (P' : 0 < p). { destruct P as [P | P]; [exact P |]. subst p. rewrite S_INR in L. pose proof (pos_INR m). lra. }
  destruct (A7_rational (S m) n p P' L) as (q & Q0 & Lq & Up). specialize (Up ltac:(discriminate)).
  pose proof (Qreals.Qle_Rle _ _ (nothing_claimed (S m) n q M (Qlt_le_weak _ _ Q0) Lq H)) as A.
  rewrite !Qreals.Q2R_minus, one_real, missed_real, RMicromega.Q2R_0 in A by lia. lra.
Qed.

Ltac prove_RealsRandomPoints_A7_a_and_b :=
  try solve [exists 0%nat, 0%nat, 0%nat, (-1), 1%nat; intros; Lra.lra];
  intros B m n p M; intros; destruct (below_any_real B m n p ltac:(Lra.lra) ltac:(Lra.lra)) as [? S];
  pose proof (both_real B m n M);
  first
    [ pose proof (drawn_real B m M ltac:(lia)); try specialize (S ltac:(assumption)); Lra.lra
    | pose proof (factor_2 M m ltac:(lia)); pose proof (probability_range B m (all_drawn M));
      pose proof (probability_range B m (fun l => all_below n l && all_drawn M l)%bool); Lra.lra
    | let H := fresh in destruct (Nat.le_gt_cases M B) as [H | H];
      [ pose proof (drawn_real B m M ltac:(lia)); Lra.lra
      | pose proof (nothing_claimed_real m n p M ltac:(Lra.lra) ltac:(assumption) ltac:(lia));
        pose proof (probability_range B m (fun l => all_below n l && all_drawn M l)%bool); Lra.lra ] ].
