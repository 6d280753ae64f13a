(** * Probability spaces over R, and what need not be asked to be an event

    A coin; the outcomes 0, 1, 2, ... with the probabilities 1/2, 1/4, 1/8, ...; and any space with its outcomes
    doubled, where events do not tell the two apart: nothing is said of the probability of what is no event, so it may
    be large.

    Probabilities over R are countably additive.  So what happens on each outcome for only finitely many n has
    probabilities that tend to 0 ([vanishing]), and J, X1 and B5 need not ask that it is an event that the algorithm
    halts on the limit having read levels up to m: it suffices that its success is an event on each input, and in two
    statements of B5 that halting is. *)

From Coq Require Import QArith List Lia PeanoNat ClassicalDedekindReals.
From Coq Require Import Raxioms RIneq Rbasic_fun Rfunctions Rlimit Rseries SeqProp Lra.
From Barriers Require Import OrderedFields RealField ProbabilitySpaces Algorithms GeneralAlgorithms TrainingFields.
From Barriers Require Import RealComputation RealVacuity.
Import ListNotations.
Open Scope R_scope.

Lemma sure_at_least (A : unit -> Prop) : A tt -> 1 <= Prob sure A.
Proof. intros H. change (1 <= truth (A tt)). rewrite truth_true by tauto. lra. Qed.
Lemma sure_is_1 (A : unit -> Prop) : A tt -> Prob sure A = 1.
Proof. intros H. change (truth (A tt) = 1). apply truth_true. tauto. Qed.

(** ** A coin: heads with the probability p *)

Definition coin (p : R) (possible : 0 <= p <= 1) : real_probability_space.
Proof.
  refine {| sample := bool; measurable := fun _ => True;
            Prob := fun A => p * Prob sure (fun _ => A true) + (1 - p) * Prob sure (fun _ => A false) |}; auto.
  - rewrite !Prob_all. lra.
  - intros A B _ _ I. pose proof (Prob_monotone sure (fun _ => A true) (fun _ => B true) Logic.I Logic.I (fun _ => I
    true)).
    pose proof (Prob_monotone sure (fun _ => A false) (fun _ => B false) Logic.I Logic.I (fun _ => I false)).
    apply Rplus_le_compat; apply Rmult_le_compat_l; lra || assumption.
  - intros A B _ _. pose proof (Prob_additive sure (fun _ => A true) (fun _ => B true) I I) as E.
    pose proof (Prob_additive sure (fun _ => A false) (fun _ => B false) I I) as G. rewrite E, G. ring.
  - intros A _ H. apply CV_plus; (apply (CV_mult (fun _ => _)); [intros e He; exists O; intros n _; rewrite R_dist_eq;
    exact He |]).
    + exact (Prob_continuous sure (fun n _ => A n true) (fun _ => I) (fun n _ => H n true)).
    + exact (Prob_continuous sure (fun n _ => A n false) (fun _ => I) (fun n _ => H n false)).
Defined.
Section Coin.
Variables (p : R) (possible : 0 <= p <= 1) (A : bool -> Prop).
Lemma coin_range : 0 <= Prob (coin p possible) A <= 1.
Proof.
  change (0 <= p * truth (A true) + (1 - p) * truth (A false) <= 1). pose proof (truth_range (A true)).
  pose proof (truth_range (A false)). nra.
Qed.
Lemma coin_heads : A true -> p <= Prob (coin p possible) A.
Proof.
  intros H. change (p <= p * truth (A true) + (1 - p) * truth (A false)). rewrite truth_true by tauto.
  pose proof (truth_range (A false)). nra.
Qed.
Lemma coin_tails : A false -> 1 - p <= Prob (coin p possible) A.
Proof.
  intros H. change (1 - p <= p * truth (A true) + (1 - p) * truth (A false)). rewrite (truth_true (A false)) by tauto.
  pose proof (truth_range (A true)). nra.
Qed.
Lemma coin_just_heads : A true -> ~ A false -> Prob (coin p possible) A = p.
Proof.
  intros H N. change (p * truth (A true) + (1 - p) * truth (A false) = p). rewrite truth_true, truth_false by tauto.
    ring.
Qed.
Lemma coin_just_tails : ~ A true -> A false -> Prob (coin p possible) A = 1 - p.
Proof.
  intros N H. change (p * truth (A true) + (1 - p) * truth (A false) = 1 - p).
    rewrite truth_false, truth_true by tauto. ring.
Qed.
Lemma coin_neither : ~ A true -> ~ A false -> Prob (coin p possible) A = 0.
Proof.
  intros N H. change (p * truth (A true) + (1 - p) * truth (A false) = 0). rewrite !truth_false by assumption. ring.
Qed.
Lemma coin_both : A true -> A false -> Prob (coin p possible) A = 1.
Proof.
  intros N H. change (p * truth (A true) + (1 - p) * truth (A false) = 1). rewrite !truth_true by tauto. ring.
Qed.
End Coin.

(** ** The outcomes 0, 1, 2, ... with the probabilities 1/2, 1/4, 1/8, ... *)

(** The probability of the outcomes before n that are in A. *)
Fixpoint before (A : nat -> Prop) (n : nat) : R :=
  match n with O => 0 | S n => before A n + (1 / 2) ^ S n * Prob sure (fun _ => A n) end.
Lemma before_more A n : before A n <= before A (S n).
Proof. cbn [before]. pose proof (half_positive (S n)). pose proof (truth_range (A n)).
  change (Prob sure (fun _ => A n)) with
  (truth (A n)). nra. Qed.
Lemma before_bound A n k : before A (k + n) <= before A n + (1 / 2) ^ n - (1 / 2) ^ (k + n).
Proof.
  induction k as [| k IH]; [simpl plus; lra |]. cbn [plus before]. pose proof (half_positive (S (k + n))).
  pose proof (truth_range (A (k + n)%nat)). change (Prob sure (fun _ => A (k + n)%nat)) with (truth (A (k + n)%nat)).
  change ((1 / 2) ^ S (k + n)) with (1 / 2 * (1 / 2) ^ (k + n)) in *. nra.
Qed.
Lemma mass_exists A : {l | Un_cv (before A) l}.
Proof.
  apply growing_cv; [intros n; apply before_more |]. exists 1. intros x [n ->]. pose proof (before_bound A 0 n) as B.
  rewrite Nat.add_0_r in B. pose proof (half_positive n). simpl in B. lra.
Qed.
Definition mass (A : nat -> Prop) : R := proj1_sig (mass_exists A).
Lemma mass_after A n : before A n <= mass A <= before A n + (1 / 2) ^ n.
Proof.
  unfold mass. destruct (mass_exists A) as [l L]. cbn [proj1_sig]. split.
  - apply growing_ineq; [intros k; apply before_more | exact L].
  - apply Rnot_lt_le. intros C. destruct (L (l - before A n - (1 / 2) ^ n) ltac:(lra)) as [k K].
    specialize (K (k + n)%nat ltac:(lia)). pose proof (before_bound A n k). pose proof (half_positive (k + n)).
    unfold R_dist in K. apply Rabs_def2 in K. lra.
Qed.
Lemma small_half e : 0 < e -> exists n, (1 / 2) ^ n < e.
Proof.
  intros He. destruct (pow_lt_1_zero (1 / 2) ltac:(rewrite Rabs_pos_eq; lra) e He) as [n N]. exists n.
  specialize (N n (le_n n)). apply Rabs_def2 in N. apply N.
Qed.
Lemma up_to_small (x y : R) : (forall n, x <= y + 2 * (1 / 2) ^ n) -> x <= y.
Proof.
  intros H. apply Rnot_lt_le. intros C. destruct (small_half ((x - y) / 2) ltac:(lra)) as [n N]. specialize (H n). lra.
Qed.
Definition geometric : real_probability_space.
Proof.
  refine {| sample := nat; measurable := fun _ => True; Prob := mass |}; auto.
  - assert (E : forall n, before (fun _ => True) n = 1 - (1 / 2) ^ n).
    { induction n as [| n IH]; [simpl; lra |]. cbn [before]. rewrite IH.
      change (Prob sure (fun _ => True)) with (truth True).
      rewrite truth_true by tauto. change ((1 / 2) ^ S n) with (1 / 2 * (1 / 2) ^ n). lra. }
    apply Rle_antisym; apply up_to_small; intros n; pose proof (mass_after (fun _ => True) n); rewrite E in *;
      pose proof (half_positive n); lra.
  - intros A B _ _ I. apply up_to_small. intros n. pose proof (mass_after A n). pose proof (mass_after B n).
    pose proof (half_positive n). assert (before A n <= before B n); [| lra]. clear - I.
    induction n as [| n IH]; [apply Rle_refl |]. cbn [before]. apply Rplus_le_compat; [exact IH |].
    apply Rmult_le_compat_l; [apply Rlt_le, half_positive | apply truth_monotone, I].
  - intros A B _ _. assert (E : forall n, before A n = before (fun w => A w /\ B w) n + before (fun w => A w /\ ~ B w)
    n).
    { induction n as [| n IH]; [simpl; lra |]. cbn [before]. rewrite IH.
      rewrite (Prob_additive sure (fun _ => A n) (fun _ => B n) I I). lra. }
    apply Rle_antisym; apply up_to_small; intros n; pose proof (mass_after A n); rewrite E in *;
      pose proof (mass_after (fun w => A w /\ B w) n); pose proof (mass_after (fun w => A w /\ ~ B w) n);
      pose proof (half_positive n); lra.
  - intros A _ H e He. destruct (small_half (e / 2) ltac:(lra)) as [n N].
    assert (C : Un_cv (fun k => before (A k) n) (before (fun w => exists k, A k w) n)).
    { clear N. induction n as [| n IH].
      - intros e' He'. exists O. intros k _. simpl. rewrite R_dist_eq. exact He'.
      - cbn [before]. apply CV_plus; [exact IH |].
        apply (CV_mult (fun _ => _)); [intros e' He'; exists O; intros k _; rewrite R_dist_eq; exact He' |].
        exact (Prob_continuous sure (fun k _ => A k n) (fun _ => I) (fun k _ => H k n)). }
    destruct (C (e / 2) ltac:(lra)) as [k0 K]. exists k0. intros k Hk. specialize (K k Hk). unfold R_dist in *.
    pose proof (mass_after (A k) n). pose proof (mass_after (fun w => exists k, A k w) n).
    apply Rabs_def2 in K. apply Rabs_def1; lra.
Defined.
Lemma geometric_all (A : nat -> Prop) : (forall w, A w) -> Prob geometric A = 1.
Proof.
  intros H. rewrite <- (Prob_all geometric). apply Rle_antisym; apply Prob_monotone; try exact I; auto.
Qed.
Lemma geometric_one (A : nat -> Prop) l : A l -> 0 < Prob geometric A.
Proof.
  intros H. change (0 < mass A). pose proof (mass_after A (S l)) as M. cbn [before] in M.
  change (Prob sure (fun _ => A l)) with (truth (A l)) in M. rewrite truth_true in M by tauto.
  assert (0 <= before A l). { clear. induction l as [| l IH]; [apply Rle_refl |]. pose proof (before_more A l). lra. }
  pose proof (half_positive (S l)). lra.
Qed.

(** ** What is empty, and what is not *)

Lemma Prob_none P A : measurable P A -> (forall w, ~ A w) -> Prob P A = 0.
Proof.
  intros M N. assert (Z : forall B, measurable P B -> (forall w, ~ B w) -> Prob P B <= Prob P A).
  { intros B MB NB. apply Prob_monotone; [exact MB | exact M |]. intros w W. destruct (NB w W). }
  pose proof (Prob_additive P A A M M) as E.
  pose proof (Prob_monotone P A _ M (measurable_and P A A M M) (fun w W => conj W W)).
  pose proof (Z _ (measurable_and P _ _ M (measurable_not P A M)) (fun w W => proj2 W (proj1 W))).
  pose proof (Prob_monotone P A _ M (measurable_and P _ _ M (measurable_not P A M)) (fun w W => match N w W with end)).
  pose proof (Z _ (measurable_and P A A M M) (fun w W => N w (proj1 W))). lra.
Qed.
Lemma Prob_nonneg P A : measurable P A -> 0 <= Prob P A.
Proof.
  intros M. rewrite <- (Prob_none P (fun w => A w /\ ~ A w)); [| apply measurable_and; [| apply measurable_not]; exact M
    | intros w [H N]; exact (N H)].
  apply Prob_monotone; [apply measurable_and; [| apply measurable_not]; exact M | exact M |]. intros w [H _]. exact H.
Qed.
Lemma Prob_at_most_1 P A : measurable P A -> Prob P A <= 1.
Proof. intros M. rewrite <- (Prob_all P). apply Prob_monotone; [exact M | apply measurable_all | auto]. Qed.
Lemma Prob_split P A B : measurable P A -> measurable P B ->
  Prob P A <= Prob P (fun w => A w /\ B w) + (1 - Prob P B).
Proof.
  intros MA MB. rewrite (Prob_additive P A B MA MB), <- (Prob_all P).
  rewrite (Prob_additive P (fun _ => True) B (measurable_all P) MB).
  assert (Prob P B <= Prob P (fun w => True /\ B w)).
  { apply Prob_monotone; [exact MB | apply measurable_and; [apply measurable_all | exact MB] | tauto]. }
  assert (Prob P (fun w => A w /\ ~ B w) <= Prob P (fun w => True /\ ~ B w)); [| lra].
  apply Prob_monotone; [apply measurable_and; [exact MA | apply measurable_not, MB]
    | apply measurable_and; [apply measurable_all | apply measurable_not, MB] | tauto].
Qed.

(** ** Outcomes doubled; a set that tells the two of a pair apart is no event *)

Definition doubled (P : real_probability_space) : real_probability_space.
Proof.
  pose (told := fun A : sample P * bool -> Prop => exists w, ~ (A (w, true) <-> A (w, false))).
  pose (known := fun A : sample P * bool -> Prop =>
    measurable P (fun w => A (w, true)) /\ forall w, A (w, true) <-> A (w, false)).
  assert (Z : forall A, known A -> truth (told A) = 0).
  { intros A [_ E]. apply truth_false. intros [w N]. exact (N (E w)). }
  assert (Kand : forall A B, known A -> known B -> known (fun w => A w /\ B w)).
  { intros A B [MA EA] [MB EB]. split; [exact (measurable_and P _ _ MA MB) | intros w; rewrite EA, EB; reflexivity]. }
  assert (Knot : forall A, known A -> known (fun w => ~ A w)).
  { intros A [MA EA]. split; [exact (measurable_not P _ MA) | intros w; rewrite EA; reflexivity]. }
  assert (Kor : forall A : nat -> _ -> Prop, (forall n, known (A n)) -> known (fun w => exists n, A n w)).
  { intros A K. split; [exact (measurable_union P (fun n w => A n (w, true)) (fun n => proj1 (K n))) |].
    intros w. split; intros [n H]; exists n; apply (proj2 (K n)), H. }
  refine {| sample := sample P * bool; measurable := known;
            Prob := fun A => Prob P (fun w => A (w, true)) + truth (told A) |}; auto.
  - split; [apply measurable_all | tauto].
  - rewrite Prob_all, Z by (split; [apply measurable_all | tauto]). lra.
  - intros A B KA KB I. rewrite !Z by assumption.
    pose proof (Prob_monotone P _ _ (proj1 KA) (proj1 KB) (fun w => I (w, true))). lra.
  - intros A B KA KB. rewrite !Z by auto. pose proof (Prob_additive P _ _ (proj1 KA) (proj1 KB)). lra.
  - intros A K I. rewrite Z by (apply Kor, K).
    assert (C := Prob_continuous P (fun n w => A n (w, true)) (fun n => proj1 (K n)) (fun n w => I n (w, true))).
    intros e He. destruct (C e He) as [n0 N]. exists n0. intros n Hn. rewrite Z by apply K.
    rewrite !Rplus_0_r. exact (N n Hn).
Defined.
Section Doubled.
Variable P : real_probability_space.
Hypothesis all_measurable : forall A, measurable P A.
Implicit Type A : sample (doubled P) -> Prop.
Lemma doubled_event A : (forall w, A (w, true) <-> A (w, false)) -> measurable (doubled P) A.
Proof. intros E. split; [apply all_measurable | exact E]. Qed.
Lemma doubled_known A : (forall w, A (w, true) <-> A (w, false)) -> Prob (doubled P) A = Prob P (fun w => A (w, true)).
Proof.
  intros E. change (Prob P (fun w => A (w, true)) + truth (exists w, ~ (A (w, true) <-> A (w, false))) =
    Prob P (fun w => A (w, true))).
  rewrite truth_false; [lra | intros [w N]; exact (N (E w))].
Qed.
Lemma doubled_at_least A b : b <= Prob P (fun w => A (w, true)) -> b <= Prob (doubled P) A.
Proof.
  intros H. change (b <= Prob P (fun w => A (w, true)) + truth (exists w, ~ (A (w, true) <-> A (w, false)))).
  pose proof (truth_range (exists w, ~ (A (w, true) <-> A (w, false)))). lra.
Qed.
Lemma doubled_told A w : A (w, true) -> ~ A (w, false) -> 1 <= Prob (doubled P) A.
Proof.
  intros H N. change (1 <= Prob P (fun w => A (w, true)) + truth (exists w, ~ (A (w, true) <-> A (w, false)))).
  rewrite truth_true by (intros C; apply C; exists w; tauto).
  pose proof (Prob_nonneg P (fun w => A (w, true)) (all_measurable _)). lra.
Qed.
End Doubled.

(** ** What happens on each outcome for finitely many n only *)

Lemma vanishing P (B : nat -> sample P -> Prop) e : (forall n, measurable P (B n)) ->
  (forall w, ~ ~ exists m, forall n, (m <= n)%nat -> ~ B n w) -> 0 < e ->
  exists n0, forall n, (n0 <= n)%nat -> Prob P (B n) < e.
Proof.
  intros M F He. set (V := fun m w => exists k, B (m + k)%nat w). set (A := fun m w => ~ V m w).
  assert (MV : forall m, measurable P (V m)) by (intros m; apply (measurable_union P (fun k => B (m + k)%nat)); auto).
  assert (MA : forall m, measurable P (A m)) by (intros m; apply measurable_not, MV).
  assert (I : forall m w, A m w -> A (S m) w).
  { intros m w N [k K]. apply N. exists (S k). rewrite Nat.add_succ_r. exact K. }
  assert (ME := measurable_union P A MA). set (E := fun w => exists m, A m w) in *.
  assert (E1 : 1 <= Prob P E).
  { rewrite <- (Prob_all P), (Prob_additive P (fun _ => True) E (measurable_all P) ME).
    rewrite (Prob_none P (fun w => True /\ ~ E w)).
    - assert (Prob P (fun w => True /\ E w) <= Prob P E); [| lra].
      apply Prob_monotone; [apply measurable_and; [apply measurable_all | exact ME] | exact ME | tauto].
    - apply measurable_and; [apply measurable_all | apply measurable_not, ME].
    - intros w [_ N]. apply (F w). intros [m H]. apply N. exists m. intros [k K]. exact (H (m + k)%nat ltac:(lia) K). }
  destruct (Prob_continuous P A MA I e He) as [n0 N]. exists n0. intros n Hn. specialize (N n0 (le_n n0)).
  change (Prob P (fun w => exists m, A m w)) with (Prob P E) in N. unfold R_dist in N. apply Rabs_def2 in N.
  pose proof (Prob_split P (B n) (A n0) (M n) (MA n0)) as L.
  rewrite (Prob_none P (fun w => B n w /\ A n0 w)) in L; [lra | apply measurable_and; auto |].
  intros w [X Y]. apply Y. exists (n - n0)%nat. replace (n0 + (n - n0))%nat with n by lia. exact X.
Qed.

Section Eventually.
Variables (P : real_probability_space) (D : oracle -> Prop) (M : Type).
Variables (answers : nat -> oracle) (right : nat -> M -> Prop) (G : M -> Prop).
Hypothesis answers_occur : forall n, D (answers n).
Hypothesis answered_alike : forall m n, (m < n)%nat -> agree m (answers O) (answers n).
Variable A : general_algorithm D (sample P) M.
Hypothesis success_measurable : forall n, measurable P (ends A (answers n) (right n)).
Hypothesis limit_measurable : measurable P (ends A (answers O) G).

(** Outputs in G on the limit that are wrong in the end. *)
Lemma failing_in_the_end e : (forall x, G x -> exists m, wrong_from right m x) -> 0 < e ->
  exists n0, forall n, (n0 <= n)%nat -> Prob P (ends A (answers n) (right n)) < 1 - Prob P (ends A (answers O) G) + e.
Proof.
  intros W He.
  destruct (vanishing P (fun n w => ends A (answers n) (right n) w /\ ends A (answers O) G w) e) as [n0 N].
  - intros n. apply measurable_and; auto.
  - intros w C. assert (N : ~ ends A (answers O) G w).
    { intros (x & r & X & Gx). destruct (W x Gx) as [m1 W1]. destruct (some_level r) as [m2 L2]. apply C.
      exists (S (Nat.max m1 m2)). intros n Hn [(y & r' & Y & R) _].
      assert (X' : halts A w (answers n) x r) by (apply (same_end m2 A (answers O)); auto; apply answered_alike; lia).
      rewrite (halts_once _ _ _ A w _ y x r' r (answers_occur n) Y X') in R. exact (W1 n ltac:(lia) R). }
    apply C. exists O. intros n _ [_ H]. exact (N H).
  - exact He.
  - exists n0. intros n Hn. specialize (N n Hn). cbv beta in N.
    pose proof (Prob_split P _ _ (success_measurable n) limit_measurable). lra.
Qed.

(** The same, if they are wrong about infinitely many members. *)
Lemma failing_often (Q : nat -> Prop) e k : (forall x n, G x -> Q n -> ~ right n x) -> infinitely_often Q -> 0 < e ->
  exists n, (k <= n)%nat /\ Q n /\ Prob P (ends A (answers n) (right n)) < 1 - Prob P (ends A (answers O) G) + e.
Proof.
  intros W O He.
  set (both := fun n w => ends A (answers n) (right n) w /\ ends A (answers 0%nat) G w).
  destruct (vanishing P (fun n => if sig_not_dec (Q n) then both n else fun w => both n w /\ ~ both n w) e) as [n0 N].
  - intros n. assert (measurable P (both n)) by (apply measurable_and; auto).
    destruct (sig_not_dec (Q n)); [assumption | apply measurable_and; [| apply measurable_not]; assumption].
  - intros w C. assert (N : ~ ends A (answers 0%nat) G w).
    { intros (x & r & X & Gx). destruct (some_level r) as [m2 L2]. apply C.
      exists (S m2). intros n Hn H. destruct (sig_not_dec (Q n)) as [Qn | _]; [| tauto]. apply Qn. intros Qn'.
      destruct H as [(y & r' & Y & R) _].
      assert (X' : halts A w (answers n) x r) by (apply (same_end m2 A (answers 0%nat)); auto; apply answered_alike;
        lia).
      rewrite (halts_once _ _ _ A w _ y x r' r (answers_occur n) Y X') in R. exact (W x n Gx Qn' R). }
    apply C. exists 0%nat. intros n _ H. apply N. destruct (sig_not_dec (Q n)); apply H.
  - exact He.
  - destruct (O (Nat.max k n0)) as (n & Hn & Qn). exists n. split; [lia |]. split; [exact Qn |].
    specialize (N n ltac:(lia)). cbv beta in N. destruct (sig_not_dec (Q n)) as [_ | C]; [| tauto].
    pose proof (Prob_split P _ _ (success_measurable n) limit_measurable). unfold both in N. lra.
Qed.
End Eventually.
