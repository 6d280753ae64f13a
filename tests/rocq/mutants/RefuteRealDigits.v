(** * Mutants of C1 over the real numbers, (i) and the levels of (ii)

    The problem is P3 with lambda = 1/2, with one row.  Two digits: the strong entry is 200/3, with c = 3/200; the weak
    entry is 20/3, or 50 where nothing is asked of it, as then one output serves both families to two digits.  What
    holds from any first index on, and with fewer events, is proved; what the other events are needed for is shown by a
    trivial sigma-algebra and by one that does not tell two outcomes apart. *)

From Coq Require Import QArith Lia PeanoNat FunctionalExtensionality List.
From Coq Require Import Raxioms RIneq Rbasic_fun Rfunctions R_Ifp Rlimit Rseries SeqProp R_sqrt Lra.
From Barriers Require Import OrderedFields Archimedean RealField ProbabilitySpaces Algorithms Computation.
From Barriers Require Import GeneralAlgorithms GeneralForks RealComputation RealForks RealBarriers RealSharpness.
From Barriers Require Import RealsOptimisation RealsDigits RealVacuity.
From Barriers Require Sums Distances Entries Optimisation Digits GeneralFields OptimisationFields SharpnessFields.
From Mutants Require Import Verdicts StrongerDigitsFields.
From Mutants Require RefuteFields Comparing LargestEntry StrongerSharpnessFields.
Import ListNotations.
Open Scope R_scope.

(** ** Words of R and of fields *)

Definition parameters (p : Optimisation.program_over R_field) : Prop :=
  match p with Optimisation.P1 eta => 0 <= eta < 1 | Optimisation.P2 l | Optimisation.P3 l => 0 < l end.
Lemma admitted_parameters p top : real_admitted p top -> parameters p.
Proof. destruct p; simpl; tauto. Qed.
Lemma parameters_admitted p : parameters p -> exists top, real_admitted p top.
Proof. destruct p as [eta | l | l]; simpl; intros H; [exists 1 | exists (l + 1) | exists (l + 1)]; in_R; lra. Qed.

Section Words.
Variables (p : Optimisation.program_over R_field) (m N : nat) (b g : nat -> R).
Hypothesis valid : parameters p.
Lemma minimisers_fields top iota x :
  inverse_minimisers p m N b g top iota x <-> @Digits.inverse_solutions R_field p m N b g top iota x.
Proof.
  destruct (parameters_admitted p valid) as [a Ad]. unfold inverse_minimisers, Digits.inverse_solutions, digits_matrix.
  rewrite entry_1_abstract, entry_2_abstract. apply (minimises_real p b g m N x _ _ a Ad).
Qed.
Lemma within_fields rho top iota x :
  within_euclidean (S (S N)) rho (inverse_minimisers p m N b g top iota) x <->
  @GeneralFields.within_of R_field _ (@OptimisationFields.euclidean_over R_archimedean (S (S N))) rho
    (@Digits.inverse_solutions R_field p m N b g top iota) x.
Proof. apply within_euclidean_abstract. intros s. apply minimisers_fields. Qed.
Lemma right_fields strong weak rho iota x : right_digits p m N b g strong weak rho iota x <->
  @OptimisationFields.digits_right R_archimedean p m N b g strong weak rho iota x.
Proof. destruct iota as [iota | i n]; apply within_fields. Qed.
End Words.

(** (u, v, 0, ...) *)
Lemma plane_pair u v : plane_vector u v = @Sums.pair R_field u v.
Proof. apply functional_extensionality. intros [| [| j]]; reflexivity. Qed.

(** ** No output is right about both branches; nothing is asked of the accuracy but sqrt 2 rho < c *)

Definition right_family (p : Optimisation.program_over R_field) m N b g top rho iota : (nat -> R) -> Prop :=
  within_euclidean (S (S N)) rho (inverse_minimisers p m N b g top iota).

Section NotBoth.
Variables (p : Optimisation.program_over R_field) (m N : nat) (b g : nat -> R) (top rho : R).
Hypothesis top_admitted : real_admitted p top.
Hypothesis further : forall j, 0 <= g j < top.
Hypothesis accurate : 0 <= rho.
Hypothesis apart : sqrt 2 * rho < real_coefficient p top.

Lemma not_both n x : (1 / 4) ^ n <= top ->
  right_family p m N b g top rho (Member One n) x -> right_family p m N b g top rho (Member Two n) x -> False.
Proof.
  intros F X Z. pose proof (admitted_parameters p top top_admitted) as V.
  apply (within_fields p m N b g V) in X. apply (within_fields p m N b g V) in Z.
  pose proof (sqrt_lt_R0 2 ltac:(lra)) as S0. pose proof (sqrt_sqrt 2 ltac:(lra)) as Q.
  assert (P : 0 <= sqrt 2 * rho) by (apply Rmult_le_pos; lra).
  assert (C : sqrt 2 * rho * (sqrt 2 * rho) < real_coefficient p top * real_coefficient p top) by nra.
  assert (E : 2 * (rho * rho) = sqrt 2 * rho * (sqrt 2 * rho)) by (rewrite <- Q at 1; ring).
  rewrite <- quarter_real in F. rewrite <- coefficient_real in *.
  destruct (@Digits.inverse_separated R_field p m N b g top n (admitted_real p top top_admitted) further F rho)
    as (kappa & L & Ap).
  - exact accurate.
  - change (@of_Q R_field 2 * (rho * rho) < @Optimisation.coefficient R_field p top * @Optimisation.coefficient
    R_field p top).
    rewrite two_real. lra.
  - change (0 <= @Optimisation.coefficient R_field p top). lra.
  - revert X Z. apply (GeneralFields.within_of_not_both _ kappa rho); [| exact L]. intros y z r. apply (Ap n n);
    apply le_n.
Qed.
End NotBoth.

(** Some index is late enough. *)
Lemma late_index top : 0 < top -> forall f, exists n, (f <= n)%nat /\ forall k, (n <= k)%nat -> (1 / 4) ^ k <= top.
Proof.
  intros T f. destruct (@Entries.quarter_vanishes R_archimedean top T) as [n Hn]. exists (f + n)%nat.
  split; [lia |]. intros k Hk. rewrite <- quarter_real. pose proof (@Entries.quarter_decreases R_field n k
    ltac:(lia)) as D.
  change (@Entries.quarter R_field n < top) in Hn.
  change (@Entries.quarter R_field k <= @Entries.quarter R_field n) in D. lra.
Qed.
Lemma real_admitted_positive p top : real_admitted p top -> 0 < top.
Proof. destruct p; simpl; in_R; lra. Qed.

(** ** Sets that are not in more and more of an event have small probabilities *)

Section Events.
Variable P : real_probability_space.
Implicit Types (A B : sample P -> Prop).
Lemma Prob_not B : measurable P B -> Prob P (fun w => ~ B w) <= 1 - Prob P B.
Proof.
  intros M. pose proof (Prob_additive P (fun _ => True) B (measurable_all P) M) as E. rewrite Prob_all in E.
  pose proof (measurable_not P B M) as N.
  pose proof (Prob_monotone P B (fun w => True /\ B w) M (measurable_and P _ _ (measurable_all P) M) ltac:(cbv beta;
    tauto)).
  pose proof (Prob_monotone P (fun w => ~ B w) (fun w => True /\ ~ B w) N (measurable_and P _ _ (measurable_all P) N)
    ltac:(cbv beta; tauto)). lra.
Qed.
Lemma Prob_nonneg A : measurable P A -> 0 <= Prob P A.
Proof.
  intros M. pose proof (Prob_not _ M) as H. pose proof (Prob_not _ (measurable_not P A M)) as H'.
  pose proof (Prob_monotone P A (fun w => ~ ~ A w) M (measurable_not P _ (measurable_not P A M)) ltac:(cbv beta;
    tauto)).
  pose proof (Prob_additive P A A M M) as E. pose proof (measurable_and P A A M M) as MA.
  pose proof (Prob_monotone P (fun w => A w /\ A w) A MA M ltac:(cbv beta; tauto)).
  pose proof (Prob_monotone P A (fun w => A w /\ A w) M MA ltac:(cbv beta; tauto)).
  pose proof (measurable_and P A (fun w => ~ A w) M (measurable_not P A M)) as MN.
  pose proof (Prob_monotone P (fun w => A w /\ ~ A w) A MN M ltac:(cbv beta; tauto)). lra.
Qed.
Lemma Prob_range A : measurable P A -> 0 <= Prob P A <= 1.
Proof.
  intros M. split; [apply Prob_nonneg, M |]. rewrite <- (Prob_all P).
  apply (Prob_monotone P A (fun _ => True) M (measurable_all P)). trivial.
Qed.
Lemma Prob_both A B : measurable P A -> measurable P B -> Prob P A + Prob P B - 1 <= Prob P (fun w => A w /\ B w).
Proof.
  intros MA MB. rewrite (Prob_additive P A B MA MB). pose proof (Prob_not B MB).
  pose proof (measurable_not P B MB) as N.
  pose proof (Prob_monotone P (fun w => A w /\ ~ B w) (fun w => ~ B w) (measurable_and P _ _ MA N) N ltac:(cbv beta;
    tauto)). lra.
Qed.

Lemma less_and_less (H : sample P -> Prop) (A S : nat -> sample P -> Prop) e : measurable P H ->
  (forall n, measurable P (S n)) -> (forall n w, S n w -> H w) -> (forall w, H w -> exists l, A l w) ->
  (forall l n w, (l <= n)%nat -> A l w -> S n w -> False) -> 0 < e -> exists n, Prob P (S n) < e.
Proof.
  intros MH MS In Ex Dis He. pose (B := fun n w => exists j, S (n + j)%nat w).
  assert (MB : forall n, measurable P (B n)) by (intros n; apply (measurable_union P (fun j => S (n + j)%nat)); auto).
  pose (C := fun n w => H w /\ ~ B n w).
  assert (MC : forall n, measurable P (C n)) by (intros n; apply measurable_and; [exact MH | apply measurable_not, MB]).
  destruct (Prob_continuous P C MC) with (eps := e) as [n Hn].
  - intros n w [Hw N]. split; [exact Hw |]. intros [j J]. apply N. exists (Datatypes.S j).
    replace (n + Datatypes.S j)%nat with (Datatypes.S n + j)%nat by lia. exact J.
  - exact He.
  - exists n. specialize (Hn n (le_n n)). unfold R_dist in Hn. apply Rabs_def2 in Hn.
    assert (Prob P H <= Prob P (fun w => exists n, C n w)).
    { apply Prob_monotone; [exact MH | apply measurable_union, MC |]. intros w Hw. destruct (Ex w Hw) as [l Al].
      exists l. split; [exact Hw |]. intros [j J]. apply (Dis l (l + j)%nat w ltac:(lia) Al J). }
    pose proof (Prob_additive P H (S n) MH (MS n)) as E.
    pose proof (measurable_and P H (S n) MH (MS n)) as M1.
    pose proof (measurable_and P H _ MH (measurable_not P _ (MS n))) as M2.
    assert (Prob P (S n) <= Prob P (fun w => H w /\ S n w)).
    { apply Prob_monotone; auto. intros w Sw. split; [apply (In n w Sw) | exact Sw]. }
    assert (Prob P (C n) <= Prob P (fun w => H w /\ ~ S n w)); [| lra].
    apply Prob_monotone; auto. intros w [Hw N]. split; [exact Hw |]. intros Sw. apply N. exists O.
    rewrite Nat.add_0_r. exact Sw.
Qed.
End Events.

(** ** (i), from any index on, for any accuracy that is small enough *)

Section Late.
Variables (p : Optimisation.program_over R_field) (m N : nat) (b g : nat -> R) (strong weak rho : R) (f1 f2 : nat).
Hypothesis strong_admitted : real_admitted p strong.
Hypothesis further : forall j, 0 <= g j < strong.
Hypothesis accurate : 0 <= rho.
Hypothesis apart : sqrt 2 * rho < real_coefficient p strong.
Local Notation answers := (digits_answers m N b g strong weak).
Variable P : real_probability_space.
Variable A : general_algorithm (given answers (Digits.in_omega f1 f2)) (sample P) (nat -> R).
Let success iota := ends A (answers iota) (right_digits p m N b g strong weak rho iota).
Let halting := ends A (answers (Digits.Strong Limit)) (fun _ => True).
Hypothesis success_measurable : forall iota, Digits.in_omega f1 f2 iota -> measurable P (success iota).
Variable q : R.
Hypothesis likely : forall iota, Digits.in_omega f1 f2 iota -> q <= Prob P (success iota).

Lemma late_members : exists first, (f1 <= first)%nat /\ forall n, (first <= n)%nat -> forall x,
  right_digits p m N b g strong weak rho (Digits.Strong (Member One n)) x ->
  right_digits p m N b g strong weak rho (Digits.Strong (Member Two n)) x -> False.
Proof.
  destruct (late_index strong (real_admitted_positive p strong strong_admitted) f1) as (first & L & Small).
  exists first. split; [exact L |]. intros n Hn x.
  apply (not_both p m N b g strong rho strong_admitted further accurate apart n x (Small n Hn)).
Qed.
Let strong_given iota : is_input f1 iota -> given answers (Digits.in_omega f1 f2) (answers (Digits.Strong iota)).
Proof. intros H. exists (Digits.Strong iota). split; [exact H | reflexivity]. Qed.

(** All that is asked of halting is that it is an event. *)
Lemma late_events : measurable P halting -> q <= 2 / 3 /\ (Prob P halting = 1 -> q <= 1 / 2).
Proof.
  intros Mh. destruct late_members as (first & F & Not).
  pose (S := fun n w => (success (Digits.Strong (Member One (first + n))) w /\
    success (Digits.Strong (Member Two (first + n))) w) /\ halting w).
  assert (In : forall i n, Digits.in_omega f1 f2 (Digits.Strong (Member i (first + n)))) by (intros i n; cbn; lia).
  assert (MS : forall n, measurable P (S n)).
  { intros n. apply measurable_and; [apply measurable_and; apply success_measurable, In | exact Mh]. }
  assert (Small : forall e, 0 < e -> exists n, Prob P (S n) < e).
  { intros e He. apply (less_and_less P halting (fun l => ends_by l A (answers (Digits.Strong Limit)) (fun _ =>
    True)) S);
      auto.
    - intros n w [_ H]. exact H.
    - intros w (x & read & H & _). destruct (some_level read) as [l L]. exists l, x, read. auto.
    - intros l n w L B [[X Y] _]. revert X Y B.
      apply (not_all_three l A (answers (Digits.Strong Limit)) (answers (Digits.Strong (Member One (first + n))))
        (answers (Digits.Strong (Member Two (first + n))))); try (apply strong_given; cbn; first [exact I | lia]).
      + apply (real_fork_alike (inverse_data m N b g strong) f1 One l (first + n)); lia.
      + apply (real_fork_alike (inverse_data m N b g strong) f1 Two l (first + n)); lia.
      + apply Not. lia. }
  assert (Both : forall n, q + q + Prob P halting - 2 <= Prob P (S n)).
  { intros n. pose proof (likely _ (In One n)). pose proof (likely _ (In Two n)).
    pose proof (Prob_both P _ _ (success_measurable _ (In One n)) (success_measurable _ (In Two n))).
    pose proof (Prob_both P _ _ (measurable_and P _ _ (success_measurable _ (In One n))
      (success_measurable _ (In Two n))) Mh). unfold S. lra. }
  assert (L : q <= Prob P halting).
  { apply (Rle_trans _ _ _ (likely (Digits.Strong Limit) I)). apply Prob_monotone; [apply success_measurable;
    exact I | exact Mh |].
    intros w. apply ends_weaken. trivial. }
  split; [| intros H1]; apply Rnot_lt_le; intros G.
  - destruct (Small (3 * q - 2)) as [n Hn]; [lra |]. specialize (Both n). lra.
  - destruct (Small (2 * q - 1)) as [n Hn]; [lra |]. specialize (Both n). lra.
Qed.
End Late.

(** ** The weak family at any index beyond the levels that are read, in either branch *)

Section Half.
Variables (p : Optimisation.program_over R_field) (m N : nat) (b g : nat -> R) (strong weak rho : R) (f1 f2 : nat).
Hypothesis weak_admitted : real_admitted p weak.
Hypothesis further : forall j, 0 <= g j < weak.
Hypothesis accurate : 0 <= rho.
Hypothesis apart : sqrt 2 * rho < real_coefficient p weak.
Local Notation answers := (digits_answers m N b g strong weak).
Variable P : real_probability_space.
Variable A : general_algorithm (given answers (Digits.in_omega f1 f2)) (sample P) (nat -> R).
Variables (l n : nat) (q : R).
Let success i := ends A (answers (Digits.Weak i n)) (right_digits p m N b g strong weak rho (Digits.Weak i n)).
Hypothesis success_measurable : forall i, measurable P (success i).
Hypothesis likely : forall i, q <= Prob P (success i).
Lemma weak_half : (1 / 4) ^ n <= weak -> (f2 <= n)%nat -> (l <= n)%nat ->
  reads_levels l A (answers (Digits.Weak One n)) \/ reads_levels l A (answers (Digits.Weak Two n)) -> q <= 1 / 2.
Proof.
  intros Fs Hn Hl R. apply half_real.
  assert (S : q + q <= 1); [| change (q <= @of_Q R_field (1 # 2)); rewrite of_Q_real; unfold Q2R; simpl; lra].
  assert (O : forall i, given answers (Digits.in_omega f1 f2) (answers (Digits.Weak i n))).
  { intros i. exists (Digits.Weak i n). split; [exact Hn | reflexivity]. }
  assert (Al : forall i j, agree l (answers (Digits.Weak i n)) (answers (Digits.Weak j n))).
  { intros i j a c Hc. pose proof (fun i => real_fork_alike (inverse_data m N b g weak) f2 i l n Hn Hl) as Al.
    etransitivity; [symmetry; apply (Al i a c Hc) | apply (Al j a c Hc)]. }
  assert (B : forall i, at_least (as_space P) (success i) q).
  { intros i. apply at_least_real; [apply success_measurable | apply likely]. }
  pose proof (fun x => not_both p m N b g weak rho weak_admitted further accurate apart n x Fs) as Not.
  destruct R as [R | R].
  - apply (@W_general_sum R_field (as_space P) _ _ A (answers (Digits.Weak One n)) (answers (Digits.Weak Two n))
      (right_digits p m N b g strong weak rho (Digits.Weak One n))
      (right_digits p m N b g strong weak rho (Digits.Weak Two n)) l);
      try apply O; try apply Al; try apply B; try exact R. exact Not.
  - apply (@W_general_sum R_field (as_space P) _ _ A (answers (Digits.Weak Two n)) (answers (Digits.Weak One n))
      (right_digits p m N b g strong weak rho (Digits.Weak Two n))
      (right_digits p m N b g strong weak rho (Digits.Weak One n)) l);
      try apply O; try apply Al; try apply B; try exact R. intros x X Y. exact (Not x Y X).
Qed.
End Half.

(** ** Spaces of three outcomes; a space that knows of no event but all *)

Notation outcomes := RefuteFields.outcomes.
Section Weighted.
Variables (a b c : R).
Hypothesis possible : 0 <= a /\ 0 <= b /\ 0 <= c /\ a + b + c = 1.
Definition mass (A : outcomes ->
  Prop) : R := a * truth (A (Some true)) + b * truth (A (Some false)) + c * truth (A None).
Lemma truth_split (A B : Prop) : truth A = truth (A /\ B) + truth (A /\ ~ B).
Proof. exact (Prob_additive sure (fun _ => A) (fun _ => B) I I). Qed.
Definition weighted : real_probability_space.
Proof.
  refine {| sample := outcomes; measurable := fun _ => True; Prob := mass |}; auto; unfold mass.
  - rewrite !truth_true by tauto. lra.
  - intros A B _ _ H. pose proof (truth_monotone _ _ (H (Some true))). pose proof (truth_monotone _ _ (H (Some false))).
    pose proof (truth_monotone _ _ (H None)). nra.
  - intros A B _ _. rewrite (truth_split (A (Some true)) (B (Some true))),
      (truth_split (A (Some false)) (B (Some false))), (truth_split (A None) (B None)). ring.
  - intros A _ H. pose proof (fun w => Prob_continuous sure (fun n _ => A n w) (fun _ => I) (fun n _ => H n w)) as L.
    repeat apply CV_plus; apply (CV_mult (fun _ => _) _ _ _); try apply L; intros e He; exists O; intros n _;
      unfold R_dist; rewrite Rminus_diag_eq by reflexivity; rewrite Rabs_R0; exact He.
Defined.
Definition weight (x y z : bool) : R := (if x then a else 0) + (if y then b else 0) + (if z then c else 0).
Lemma weighted_reach (A : outcomes -> Prop) x y z q : (x = true -> A (Some true)) -> (y = true -> A (Some false)) ->
  (z = true -> A None) -> q <= weight x y z -> q <= Prob weighted A.
Proof.
  intros X Y Z L. apply (Rle_trans _ _ _ L). change (weight x y z <= mass A). unfold weight, mass.
  assert (T : forall (u : bool) (B : Prop), (u = true -> B) -> (if u then 1 else 0) <= truth B).
  { intros [|] B H; [rewrite truth_true by (intros N; apply N, H; reflexivity); lra | apply truth_range]. }
  apply T in X. apply T in Y. apply T in Z. destruct x, y, z; nra.
Qed.
End Weighted.
Definition fair : real_probability_space. Proof. refine (weighted (1 / 2) (1 / 2) 0 _). lra. Defined.
Definition third : real_probability_space. Proof. refine (weighted (1 / 3) (1 / 3) (1 / 3) _). lra. Defined.
Definition certain : real_probability_space. Proof. refine (weighted 1 0 0 _). lra. Defined.
Lemma third_loses (A : outcomes -> Prop) : ~ A None -> Prob third A <> 1.
Proof.
  intros N. change (mass (1 / 3) (1 / 3) (1 / 3) A <> 1). unfold mass. rewrite (truth_false (A None) N).
  pose proof (truth_range (A (Some true))). pose proof (truth_range (A (Some false))). lra.
Qed.

(** What has some outcome is given the probability 1, but only what has all of them or none is an event. *)
Definition trivial_space : real_probability_space.
Proof.
  refine {| sample := outcomes; measurable := fun A => forall v w, A v -> ~ ~ A w;
    Prob := fun A => truth (exists w, A w) |}.
  - tauto.
  - intros A H v w N M. apply M. intros Aw. exact (H w v Aw N).
  - intros A B HA HB v w [Av Bv] N. apply (HA v w Av). intros Aw. apply (HB v w Bv). tauto.
  - intros A H v w [n An] N. apply (H n v w An). intros Aw. apply N. exists n. exact Aw.
  - apply truth_true. intros N. apply N. exists None. exact I.
  - intros A B _ _ H. apply truth_monotone. intros [w Aw]. exists w. apply H, Aw.
  - intros A B HA HB. rewrite (truth_split (exists w, A w) (exists w, B w)). f_equal; apply Rle_antisym.
    + destruct (ClassicalDedekindReals.sig_not_dec (exists w, A w /\ B w)) as [T | N];
        [rewrite (truth_true _ T); apply truth_range |]. rewrite truth_false; [apply truth_range |].
      intros [[v Av] [w Bw]]. apply (HA v w Av). intros Aw. apply N. exists w. tauto.
    + apply truth_monotone. intros [w [Aw Bw]]. split; exists w; assumption.
    + apply truth_monotone. intros [[w Aw] N]. exists w. split; [exact Aw |]. intros Bw. apply N. exists w. exact Bw.
    + destruct (ClassicalDedekindReals.sig_not_dec ((exists w, A w) /\ ~ exists w, B w)) as [T | N];
        [rewrite (truth_true _ T); apply truth_range |]. rewrite truth_false; [apply truth_range |].
      intros [w [Aw Bw]]. apply N. split; [exists w; exact Aw |]. intros [v Bv]. exact (HB v w Bv Bw).
  - intros A _ H. pose proof (Prob_continuous sure (fun n _ => exists w, A n w) (fun _ => I)) as L.
    assert (E : truth (exists w n, A n w) = truth (exists n w, A n w)) by
      (apply Rle_antisym; apply truth_monotone; intros (x & y & Axy); exists y, x; exact Axy).
    rewrite E. apply L. intros n _ [w Aw]. exists w. apply H, Aw.
Defined.
Lemma trivial_all (A : outcomes -> Prop) : (forall w, A w) -> measurable trivial_space A.
Proof. intros H v w _ N. exact (N (H w)). Qed.
Lemma trivial_some (A : outcomes -> Prop) w : A w -> 1 <= Prob trivial_space A.
Proof. intros H. change (1 <= truth (exists w, A w)). rewrite truth_true;
  [lra |]. intros N. apply N. exists w. exact H. Qed.

(** Two outcomes that events do not tell apart: what has the one alone is given the probability 1. *)
Definition coarse_mass (A : outcomes -> Prop) : R :=
  2 / 3 * truth (A (Some true)) + 1 / 3 * truth (A None) + truth (A (Some false) /\ ~ A None).
Lemma coarse_event A : (A (Some false) <-> A None) -> coarse_mass A = mass (2 / 3) 0 (1 / 3) A.
Proof. intros E. unfold coarse_mass, mass. rewrite (truth_false (_ /\ _)) by tauto. ring. Qed.
Definition coarse_space : real_probability_space.
Proof.
  assert (W : 0 <= 2 / 3 /\ 0 <= 0 /\ 0 <= 1 / 3 /\ 2 / 3 + 0 + 1 / 3 = 1) by lra.
  refine {| sample := outcomes; measurable := fun A => A (Some false) <-> A None; Prob := coarse_mass |}.
  - tauto.
  - tauto.
  - tauto.
  - intros A H. split; intros [n An]; exists n; apply H, An.
  - rewrite coarse_event by tauto. exact (Prob_all (weighted _ _ _ W)).
  - intros A B HA HB H. rewrite !coarse_event by assumption. exact (Prob_monotone (weighted _ _ _ W) A B I I H).
  - intros A B HA HB. rewrite !coarse_event by tauto. exact (Prob_additive (weighted _ _ _ W) A B I I).
  - intros A HA H. rewrite coarse_event by (split; intros [n An]; exists n; apply HA, An).
    pose proof (Prob_continuous (weighted _ _ _ W) A (fun _ => I) H) as L. intros e He. destruct (L e He) as [n Hn].
    exists n. intros k Hk. rewrite coarse_event by apply HA. exact (Hn k Hk).
Defined.

(** ** Algorithms: what is said at once, or reading until the larger of two entries is known *)

Notation larger := Comparing.larger.
Notation both := Comparing.both.
Inductive plan := Now (x : nat -> R) | Until | Never.

Section Compare.
Context {W : Type} (info : Digits.input -> oracle) (inputs : Digits.input -> Prop) (f : Digits.input -> nat -> R).
Hypothesis about : forall iota, inputs iota -> real_admissible (f iota) (info iota).
Variables (s1 s2 : nat -> R).
Lemma larger_is iota l : inputs iota -> (larger (info iota) l = Some true -> f iota 1%nat < f iota O) /\
  (larger (info iota) l = Some false -> f iota O < f iota 1%nat) /\
  (larger (info iota) l = None -> Rabs (f iota O - f iota 1%nat) <= 4 * (1 / 2) ^ l).
Proof.
  intros H. pose proof (admissible_real _ _ (about iota H)) as A. destruct (A O l) as [_ A0]. destruct (A 1%nat l) as
    [_ A1].
  unfold larger, Comparing.told.
  destruct (Qlt_le_dec _ _) as [L | L]; [| destruct (Qlt_le_dec _ _) as [L' | L']]; (split; [| split]);
    try discriminate;
    intros _.
  - exact (SharpnessFields.told_larger _ _ _ _ _ A0 A1 L).
  - exact (SharpnessFields.told_larger _ _ _ _ _ A1 A0 L').
  - pose proof (SharpnessFields.told_near _ _ _ _ _ A0 A1 L) as C. pose proof (SharpnessFields.told_near _ _ _ _ _ A1
    A0 L') as D.
    change (f iota O - f iota 1%nat <= @of_Q R_field 4 * @of_Q R_field (power (1 # 2) l)) in C.
    change (f iota 1%nat - f iota O <= @of_Q R_field 4 * @of_Q R_field (power (1 # 2) l)) in D.
    rewrite !of_Q_real, Q2R_power in C, D. replace (Q2R 4) with 4 in * by (unfold Q2R; simpl; lra).
    apply Rabs_le. lra.
Qed.
Definition compare (p : W -> plan) : general_algorithm (given info inputs) W (nat -> R).
Proof.
  refine {| halts := fun w o x read => match p w with
    | Now y => x = y /\ read = []
    | Until => exists l b, larger o l = Some b /\ x = (if b then s1 else s2) /\ read = both l
    | Never => False
    end |}.
  - intros w o x y read read' (iota & H & ->). destruct (p w); [intros [-> _] [-> _]; reflexivity | | tauto].
    intros (l & b & E & -> & _) (l' & b' & E' & -> & _). destruct (larger_is iota l H) as (L1 & L2 & _).
    destruct (larger_is iota l' H) as (L1' & L2' & _).
    destruct b, b'; try reflexivity; exfalso;
      repeat match goal with E : larger _ _ = Some _, L : larger _ _ = Some _ -> _ |- _ => specialize (L E) end; lra.
  - intros w o o' x read _ _ A. assert (E : forall l, read = both l -> larger o l = larger o' l).
    { intros l ->. unfold larger. rewrite (A O l), (A 1%nat l); [reflexivity | right; left; reflexivity | left;
      reflexivity]. }
    destruct (p w); [trivial | | trivial]. intros (l & b & L & X & R). exists l, b. rewrite <- (E l R). auto.
Defined.
Lemma compare_now p w iota (G : (nat -> R) -> Prop) y : p w = Now y -> G y -> ends (compare p) (info iota) G w.
Proof. intros E H. exists y, []. cbn. rewrite E. auto. Qed.
Lemma compare_until p w iota (G : (nat -> R) -> Prop) : inputs iota -> p w = Until ->
  (f iota 1%nat < f iota O /\ G s1) \/ (f iota O < f iota 1%nat /\ G s2) -> ends (compare p) (info iota) G w.
Proof.
  intros Hi E D. assert (P : 0 < Rabs (f iota O - f iota 1%nat)) by (apply Rabs_pos_lt; lra).
  destruct (@SharpnessFields.half_vanishes R_archimedean (1 / 4 * Rabs (f iota O - f iota 1%nat)) ltac:(change
    (0 < 1 / 4 * Rabs (f iota O - f iota 1%nat)); lra)) as [l L].
  change (@of_Q R_field (power (1 # 2) l) < 1 / 4 * Rabs (f iota O - f iota 1%nat)) in L.
  rewrite of_Q_real, Q2R_power in L. destruct (larger_is iota l Hi) as (L1 & L2 & L3).
  destruct (larger (info iota) l) as [[|] |] eqn:X.
  - specialize (L1 eq_refl). destruct D as [[_ D] | [D _]]; [| lra].
    exists s1, (both l). cbn. rewrite E. split; [exists l, true; auto | exact D].
  - specialize (L2 eq_refl). destruct D as [[D _] | [_ D]]; [lra |].
    exists s2, (both l). cbn. rewrite E. split; [exists l, false; auto | exact D].
  - specialize (L3 eq_refl). lra.
Qed.
Lemma compare_never p w iota (G : (nat -> R) -> Prop) : inputs iota -> p w = Until -> f iota O = f iota 1%nat ->
  ~ ends (compare p) (info iota) G w.
Proof.
  intros Hi E F (x & read & H & _). cbn in H. rewrite E in H. destruct H as (l & b & X & _).
  destruct (larger_is iota l Hi) as (L1 & L2 & _). destruct b; [specialize (L1 X) | specialize (L2 X)]; lra.
Qed.
End Compare.

(** Says x, or nothing. *)
Lemma says_ends {W M} (x : M) D o (G : M -> Prop) w : G x -> ends (RefuteFields.says (W := W) x D) o G w.
Proof. intros H. apply RefuteFields.ask_ends. exact H. Qed.
Lemma says_surely (x : nat -> R) D o (G : (nat -> R) -> Prop) : G x ->
  1 <= Prob certain (ends (RefuteFields.says (W := outcomes) x D) o G).
Proof.
  intros H. apply (weighted_reach 1 0 0 ltac:(lra) _ true false false); try discriminate; [| unfold weight; lra].
  intros _. apply says_ends, H.
Qed.
Lemma says_levels {M} (x : M) (D : oracle -> Prop) o : reads_levels 0 (RefuteFields.says (W := outcomes) x D) o.
Proof. apply RefuteFields.ask_levels, le_n. Qed.

(** ** Points that are right *)

Definition P3 (lambda : R) : Optimisation.program_over R_field := @Optimisation.P3 R_field lambda.
Definition P1 (eta : R) : Optimisation.program_over R_field := @Optimisation.P1 R_field eta.
Definition p3 := P3 (1 / 2).
Definition ones (_ : nat) : R := 1.
Definition zeros (_ : nat) : R := 0.
(** The third column has the entry G in the first row. *)
Definition column (G : R) (j : nat) : R := match j with 2%nat => G | _ => 0 end.
Definition origin : nat -> R := plane_vector 0 0.

Section Right.
Variables (p : Optimisation.program_over R_field) (m N : nat) (b g : nat -> R) (top rho u v : R).
Hypothesis top_admitted : real_admitted p top.
Hypothesis accurate : 0 <= rho.
Let c := real_coefficient p top.
Local Notation right iota := (right_family p m N b g top rho iota).
Lemma right_plane iota u' v' : @Digits.inverse_solutions R_field p m N b g top iota (@Sums.pair R_field u' v') ->
  (u - u') * (u - u') + (v - v') * (v - v') <= rho * rho -> right iota (plane_vector u v).
Proof.
  intros S L. apply (within_fields p m N b g (admitted_parameters p top top_admitted)). rewrite plane_pair.
  exact (@OptimisationFields.within_plane R_archimedean N rho _ u v u' v' accurate S L).
Qed.
Lemma right_member i n : (forall j, 0 <= g j <= top) -> (1 / 4) ^ n <= top ->
  (let (u', v') := match i with One => (c, 0) | Two => (0, c) end in
   (u - u') * (u - u') + (v - v') * (v - v') <= rho * rho) -> right (Member i n) (plane_vector u v).
Proof.
  intros G F L. rewrite <- quarter_real in F.
  pose proof (@StrongerSharpnessFields.corner_of_member R_archimedean p m N b g top n (admitted_real p top
    top_admitted) G F
    i n (le_n n)) as S. cbv beta zeta in S. unfold c in L. rewrite <- coefficient_real in L.
  destruct i; apply (right_plane _ _ _ S L).
Qed.
Lemma right_limit i : (forall j, 0 <= g j <= top) ->
  (let (u', v') := match i with One => (c, 0) | Two => (0, c) end in
   (u - u') * (u - u') + (v - v') * (v - v') <= rho * rho) -> right Limit (plane_vector u v).
Proof.
  intros G L. destruct (late_index top (real_admitted_positive p top top_admitted) O) as (n & _ & F).
  specialize (F n (le_n n)). rewrite <- quarter_real in F.
  pose proof (@StrongerSharpnessFields.corner_of_limit R_archimedean p m N b g top n (admitted_real p top
    top_admitted) G F i)
    as S. cbv beta zeta in S. unfold c in L. rewrite <- coefficient_real in L. destruct i;
      apply (right_plane _ _ _ S L).
Qed.
End Right.

(** Points of the diagonal, if some entry is large: in whatever column. *)
Lemma right_diagonal p m N b g top rho iota u a j : real_admitted p a ->
  a <= Rabs (@Optimisation.family_matrix R_field (entry_1 top iota) (entry_2 top iota) b g (S m) O j) ->
    (j < S (S N))%nat ->
  0 <= u -> 0 <= rho -> (u + real_coefficient p a) * (u + real_coefficient p a) + u * u <= rho * rho ->
  right_family p m N b g top rho iota (plane_vector u u).
Proof.
  intros Ad L Hj U R C. apply (within_fields p m N b g (admitted_parameters p a Ad)). rewrite plane_pair.
  rewrite <- coefficient_real in C. rewrite <- abs_real, entry_1_abstract, entry_2_abstract in L.
  exact (@diagonal_within R_archimedean p m N b g _ _ j a u rho Hj (admitted_real p a Ad) L U R C).
Qed.
(** If lambda is as large as the entries, 0 is a solution. *)
Lemma right_lambda lambda m N b top rho iota : 1 <= top <= lambda -> 0 <= rho ->
  right_family (P3 lambda) m N b zeros top rho iota origin.
Proof.
  intros T R. apply (within_fields (P3 lambda) m N b zeros ltac:(simpl; lra)). unfold origin. rewrite plane_pair.
  apply (@OptimisationFields.within_plane R_archimedean N rho _ 0 0 0 0 R).
  - apply (@LargestEntry.zero_minimises R_field m (S (S N)) _ lambda lambda).
    + assert (Q : forall n, 0 < (1 / 4) ^ n <= 1).
      { intros n. split; [apply pow_lt; lra |]. apply (Rle_trans _ (1 ^ n)); [apply pow_incr; lra | rewrite pow1;
        lra]. }
      intros j _. unfold Digits.inverse_matrix. rewrite <- entry_1_abstract, <- entry_2_abstract, abs_real.
      change (Rabs (@Optimisation.family_matrix R_field (entry_1 top iota) (entry_2 top iota) b zeros (S m) 0 j) <=
        lambda).
      apply Rabs_le. destruct j as [| [| j]]; cbn [Optimisation.family_matrix].
      * destruct iota as [| [|] n]; cbn [entry_1]; try specialize (Q n); lra.
      * destruct iota as [| [|] n]; cbn [entry_2]; try specialize (Q n); lra.
      * destruct (_ <=? _)%nat; unfold zeros; in_R; lra.
    + in_R. lra.
    + intros [| [| j]] _; reflexivity.
  - change ((0 - 0) * (0 - 0) + (0 - 0) * (0 - 0) <= rho * rho). nra.
Qed.

(** ** Facts about numbers *)

Lemma root_2 : 14142 / 10000 < sqrt 2 < 14143 / 10000.
Proof.
  pose proof (sqrt_lt_R0 2 ltac:(lra)). pose proof (sqrt_sqrt 2 ltac:(lra)). split; nra.
Qed.
Ltac number := unfold p3, P3, P1, real_coefficient; simpl; in_R; pose proof root_2; Lra.lra.
Ltac entrywise := let j := fresh "j" in intros j; try (destruct j as [| [| [| j]]]); split; unfold zeros, column;
  Lra.lra.
(** What a mutant asks of the numbers of an instance. *)
Ltac numbers :=
  lazymatch goal with
  | |- real_admitted _ _ => unfold p3, P3, P1; simpl; in_R; Lra.lra
  | |- real_window _ _ => split; number
  | |- forall j : nat, _ /\ _ => entrywise
  | |- exists j : nat, _ => exists O; split; unfold zeros, column; Lra.lra
  | |- _ < _ => number
  | |- _ <= _ => number
  end.

(** ** (i): what attains 2/3 and 1/2 *)

Notation large := (200 / 3).
Definition tell := digits_answers 0 0 ones zeros large 50.
Definition digits_f := digits_data 0 0 ones zeros large 50.
Notation two_digits := (right_digits p3 0 0 ones zeros large 50 ((1 / 10) ^ 2)).
Lemma tell_about iota : Digits.in_omega 1 1 iota -> real_admissible (digits_f iota) (tell iota).
Proof. exact (C1_real_admissible 0 0 ones zeros large 50 1 1 (le_n 1) (le_n 1) iota). Qed.
Definition corner (c : R) (i : branch) : nat -> R := match i with One => plane_vector c 0 | Two => plane_vector 0 c end.
Definition kind (iota : Digits.input) : option branch :=
  match iota with Digits.Strong Limit => None | Digits.Strong (Member i _) | Digits.Weak i _ => Some i end.
Lemma small_quarter n : (1 <= n)%nat -> 0 < (1 / 4) ^ n <= 1 / 4.
Proof.
  intros H. split; [apply pow_lt; lra |]. induction H as [| n H IH]; [simpl; lra |]. simpl.
  assert (0 < (1 / 4) ^ n) by (apply pow_lt; lra). lra.
Qed.
Lemma right_corner (p : Optimisation.program_over R_field) N g top rho c i n : real_admitted p top -> 0 <= rho ->
  (forall j, 0 <= g j <= top) ->
  1 / 4 <= top -> (1 <= n)%nat -> (c - real_coefficient p top) * (c - real_coefficient p top) <= rho * rho ->
  right_family p 0 N ones g top rho (Member i n) (corner c i).
Proof.
  intros Ad R G T H L. pose proof (small_quarter n H).
  destruct i; (apply (right_member p 0 N ones g top rho _ _ Ad R); [exact G | lra | lra]).
Qed.
Lemma told_right i iota : Digits.in_omega 1 1 iota -> kind iota = Some i \/ kind iota = None ->
  two_digits iota (corner (3 / 200) i).
Proof.
  destruct iota as [[| j n] | j n]; intros H [E | E]; try discriminate E; try (injection E as ->).
  - destruct i; [apply (right_limit p3 0 0 ones zeros large ((1 / 10) ^ 2)) with (i := One)
                | apply (right_limit p3 0 0 ones zeros large ((1 / 10) ^ 2)) with (i := Two)];
      first [numbers | entrywise | number].
  - apply (right_corner p3 0 zeros large); [numbers | numbers | entrywise | lra | exact H | number].
  - apply (right_corner p3 0 zeros 50); [numbers | numbers | entrywise | lra | exact H | number].
Qed.
Lemma told_entries iota : exists top,
  digits_f iota O = entry_1 top (match iota with Digits.Strong j => j | Digits.Weak i n => Member i n end) /\
  digits_f iota 1%nat = entry_2 top (match iota with Digits.Strong j => j | Digits.Weak i n => Member i n end).
Proof. destruct iota as [j | i n]; [exists large | exists 50]; split; reflexivity. Qed.
Lemma told_gap iota : match kind iota with
  | Some One => digits_f iota 1%nat < digits_f iota O | Some Two => digits_f iota O < digits_f iota 1%nat
  | None => digits_f iota O = digits_f iota 1%nat end.
Proof.
  destruct (told_entries iota) as (top & E & F). rewrite E, F.
  destruct iota as [[| [|] n] | [|] n]; cbn; try reflexivity; assert (0 < (1 / 4) ^ n) by (apply pow_lt; lra); lra.
Qed.
Definition thrice (w : outcomes) : plan :=
  match w with Some true => Now (corner (3 / 200) One) | Some false => Now (corner (3 / 200) Two) | None => Until end.
Definition toss (c : R) (w : outcomes) : plan :=
  match w with Some true => Now (corner c One) | _ => Now (corner c Two) end.
Definition thrice_digits := compare tell (Digits.in_omega 1 1) digits_f tell_about (corner (3 / 200) One) (corner (3
  / 200) Two) thrice.
Definition tossing_digits :=
  compare tell (Digits.in_omega 1 1) digits_f tell_about origin origin (toss (3 / 200)).

Lemma thrice_right iota : Digits.in_omega 1 1 iota ->
  2 / 3 <= Prob third (ends thrice_digits (tell iota) (two_digits iota)).
Proof.
  intros H. pose proof (told_right One iota H) as A. pose proof (told_right Two iota H) as B.
  pose proof (told_gap iota) as G. destruct (kind iota) as [[|] |] eqn:E.
  - apply (weighted_reach (1 / 3) (1 / 3) (1 / 3) ltac:(lra) _ true false true); try discriminate;
    [| | unfold weight; lra]; intros _.
    + eapply compare_now; [reflexivity | apply A; auto].
    + apply compare_until; [exact H | reflexivity | left; split; [exact G | apply A; auto]].
  - apply (weighted_reach (1 / 3) (1 / 3) (1 / 3) ltac:(lra) _ false true true); try discriminate;
    [| | unfold weight; lra]; intros _.
    + eapply compare_now; [reflexivity | apply B; auto].
    + apply compare_until; [exact H | reflexivity | right; split; [exact G | apply B; auto]].
  - apply (weighted_reach (1 / 3) (1 / 3) (1 / 3) ltac:(lra) _ true true false); try discriminate;
    [| | unfold weight; lra]; intros _.
    + eapply compare_now; [reflexivity | apply A; auto].
    + eapply compare_now; [reflexivity | apply B; auto].
Qed.
Lemma thrice_loses : Prob third (ends thrice_digits (tell (Digits.Strong Limit)) (fun _ => True)) <> 1.
Proof. apply third_loses. apply compare_never; [exact I | reflexivity | exact (told_gap (Digits.Strong Limit))]. Qed.
Lemma tossing_right iota : Digits.in_omega 1 1 iota -> exists w, ends tossing_digits (tell iota) (two_digits iota) w /\
  (w = Some true \/ w = Some false).
Proof.
  intros H. destruct (kind iota) as [[|] |] eqn:E; [exists (Some true) | exists (Some false) | exists (Some true)];
    (split; [| auto]); eapply compare_now; try reflexivity; apply told_right; auto.
Qed.
Lemma fair_some (A : outcomes -> Prop) : (exists w, A w /\ (w = Some true \/ w = Some false)) -> 1 / 2 <= Prob fair A.
Proof.
  intros (w & Aw & [-> | ->]).
  - apply (weighted_reach (1 / 2) (1 / 2) 0 ltac:(lra) _ true false false); try discriminate; [auto | unfold weight;
    lra].
  - apply (weighted_reach (1 / 2) (1 / 2) 0 ltac:(lra) _ false true false); try discriminate; [auto | unfold weight;
    lra].
Qed.
Lemma tossing_ends iota w : ends tossing_digits (tell iota) (fun _ => True) w.
Proof. destruct w as [[|] |]; (eapply compare_now; [reflexivity | exact I]). Qed.
Lemma tossing_halts : Prob fair (ends tossing_digits (tell (Digits.Strong Limit)) (fun _ => True)) = 1.
Proof.
  apply Rle_antisym; [apply Prob_range; exact I |].
  apply (weighted_reach (1 / 2) (1 / 2) 0 ltac:(lra) _ true true false); try discriminate; [| | unfold weight; lra];
    intros _; apply tossing_ends.
Qed.

Ltac impossible m := solve [destruct m as [m _]; Lra.lra | destruct m as [_ m]; Lra.lra | Lra.lra
  | destruct m as [_ m]; specialize (m tossing_halts); Lra.lra | destruct m as [_ m]; specialize (m thrice_loses);
    Lra.lra ].

(** One output is right about all inputs. *)
Ltac by_diagonal a j := apply (right_diagonal _ _ _ _ _ _ _ _ _ a j); [numbers | | lia | Lra.lra | number | number];
  try match goal with iota : fork |- _ => destruct iota as [| [|] ?] end;
  cbn; unfold column; in_R; first [rewrite Rabs_pos_eq by Lra.lra; Lra.lra | rewrite Rabs_left by Lra.lra; Lra.lra].
Ltac by_plane := try unfold origin;
  try match goal with iota : fork |- _ => destruct iota as [| [|] ?] end;
  cbv beta iota delta [right_digits];
  lazymatch goal with
  | |- within_euclidean _ ?rho (inverse_minimisers ?p ?m ?N ?b ?g ?top Limit) (plane_vector ?u ?v) =>
      apply (right_limit p m N b g top rho u v) with (i := One); [numbers | number | entrywise | number]
  | |- within_euclidean _ ?rho (inverse_minimisers ?p ?m ?N ?b ?g ?top (Member ?i ?n)) (plane_vector ?u ?v) =>
      try (is_var i; destruct i); (apply (right_member p m N b g top rho u v);
      [ numbers | number | entrywise
      | pose proof (small_quarter n ltac:(first [assumption | apply le_n | lia])); Lra.lra | number ])
  end.
Ltac by_third G := apply (right_diagonal _ _ _ _ _ _ _ _ _ G 2); [numbers | | lia | Lra.lra | number | number];
  cbn; unfold column; in_R; rewrite Rabs_pos_eq by Lra.lra; Lra.lra.
(** Where the entry is largest in absolute value, or another one larger than it. *)
Ltac by_top top :=
  match goal with
  | iota : fork |- _ => destruct iota as [| [|] ?]; [by_diagonal top O | by_diagonal top O | by_diagonal top 1%nat]
  | i : branch |- _ => destruct i; [by_diagonal top O | by_diagonal top 1%nat]
  end.
Ltac by_lambda := apply right_lambda; number.

Ltac C1_met near :=
  lazymatch goal with
  | |- measurable trivial_space _ => apply trivial_all; intros; apply tossing_ends
  | |- measurable _ _ => exact I
  | |- forall l, measurable trivial_space _ => intros; apply trivial_all; intros [[|] |]; eexists _, [];
      (split; [split; reflexivity | split; [exact I | intros ? ? []]])
  | |- forall l, measurable _ _ => intros; exact I
  | |- forall iota, _ -> measurable _ _ => intros; exact I
  | |- exists iota, _ -> measurable trivial_space _ => exists (Digits.Strong Limit); intros _; apply trivial_all;
    intros [[|] |];
      (eapply compare_now; [reflexivity | apply told_right; [exact I | right; reflexivity]])
  | |- exists iota, _ -> measurable _ _ => exists (Digits.Strong Limit); intros _; exact I
  | |- forall iota, _ -> 2 / 3 <= Prob third _ => exact thrice_right
  | |- forall iota, _ -> 1 / 2 <= Prob fair _ => let i := fresh in let h := fresh in intros i h;
    exact (fair_some _ (tossing_right i h))
  | |- forall iota, _ -> 1 <= Prob trivial_space _ => let i := fresh in let h := fresh in let w := fresh in let A :=
    fresh in
      intros i h; destruct (tossing_right i h) as (w & A & _); exact (trivial_some _ w A)
  | |- forall iota, _ -> 0 <= Prob _ _ => intros; apply Prob_nonneg; exact I
  | |- exists iota, _ -> _ <= Prob _ _ => exists (Digits.Strong Limit); intros _; apply says_surely; near ()
  | |- forall iota, _ -> _ <= Prob certain _ => intros [? | ? ?] ?; apply says_surely; near ()
  | |- _ => numbers
  end.
Ltac refute_RealsDigits_C1_real_digits m :=
  let at_ p N g strong weak := (specialize (m p O O N ones g strong weak 1%nat 1%nat);
    met_by ltac:(fun _ => numbers) m) in
  let with_ P A q := (specialize (m P A q); cbv zeta in m; met_by ltac:(fun _ => solve [C1_met ltac:(fun _ => fail)]) m;
    impossible m) in
  let saying x near := (specialize (m certain (RefuteFields.says (W := outcomes) x _) 1); cbv zeta in m;
    met_by ltac:(fun _ => solve [C1_met near]) m; impossible m) in
  first
    [ at_ p3 O zeros (200 / 3) 50;
      first [ with_ third thrice_digits (2 / 3) | with_ fair tossing_digits (1 / 2) | with_ fair tossing_digits 0
            | with_ trivial_space tossing_digits 1
            | saying (corner (3 / 200) One) ltac:(fun _ => apply told_right; [exact I | right; reflexivity]) ]
    | at_ p3 O zeros (200 / 3) 50; saying origin ltac:(fun _ => by_plane)
    | at_ p3 O zeros (200 / 3) 66; saying (plane_vector (3 / 400) (3 / 400)) ltac:(fun _ => by_plane)
    | at_ p3 O zeros 80 79; saying (plane_vector (1 / 160) (1 / 160)) ltac:(fun _ => by_plane)
    | at_ p3 1%nat (column 1000000) (200 / 3) 50; saying origin ltac:(fun _ => by_third 1000000)
    | at_ p3 1%nat (column 500000) (200 / 3) 1000000;
      saying origin ltac:(fun _ => first [by_third 500000])
    | at_ (P3 1000) O zeros (200 / 3) 50; saying origin ltac:(fun _ => by_lambda)
    | at_ p3 O zeros 1000000 100000; saying origin ltac:(fun _ => first [by_top 1000000 | by_top 100000]) ].

(** What holds: of the window only sqrt 2 rho < c is needed, and of events that success and halting are events. *)
Lemma zero_power n : (0 / 10) ^ S n = 0.
Proof. simpl. lra. Qed.
Lemma smaller_power a b n x : (a ^ n <= x)%R -> 0 <= b <= a -> b ^ n <= x.
Proof. intros L H. apply (Rle_trans _ _ _ (pow_incr b a n H) L). Qed.
Ltac powers := first [ assumption | apply Rle_refl | rewrite ?zero_power; apply pow_le; Lra.lra | apply pow_incr;
  Lra.lra ].
Ltac separated := lazymatch goal with
  | h : real_window ?r ?c |- sqrt 2 * ?rho < ?c =>
      destruct h as [h ?]; try rewrite zero_power in *; 
      first [ Lra.lra
            | apply (Rle_lt_trans _ (sqrt 2 * r)); [apply Rmult_le_compat_l; [apply sqrt_pos | powers] | exact h] ] end.
Ltac below := let j := fresh in intros j; match goal with h : forall j : nat, _ |- _ => specialize (h j); Lra.lra end.
Ltac nonneg := apply pow_le; Lra.lra.
Ltac prove_RealsDigits_C1_real_digits :=
  let P := fresh "P" in let A := fresh "A" in let q := fresh "q" in
  intros p k m N b g strong weak f1 f2; intros; cbv zeta in *;
  first
    [ exists certain, (RefuteFields.silent (W := outcomes) _), 0; intros; split; intros; Lra.lra
    | match goal with
      | Ms : forall iota, _ -> measurable ?P (ends ?A _ _), Mh : measurable ?P (ends ?A _ (fun _ => True)),
        L : forall iota, _ -> ?q <= Prob ?P (ends ?A _ (right_digits _ _ _ _ _ _ _ ?rho _)) |- _ =>
          let T := fresh "T" in
          assert (T := fun X Y Z W => late_events p m N b g strong weak rho f1 f2 X Y Z W P A Ms q L Mh);
          let X := fresh in
          assert (X : real_admitted p strong) by assumption; specialize (T X); clear X;
          assert (X : forall j, 0 <= g j < strong) by below; specialize (T X); clear X;
          assert (X : 0 <= rho) by nonneg; specialize (T X); clear X;
          assert (X : sqrt 2 * rho < real_coefficient p strong) by separated; specialize (T X); clear X;
          first [ exact T
                | split; [exact (proj1 T) |]; intros X;
                  pose proof (Prob_range P _ Mh); pose proof (L (Digits.Strong Limit) I);
                  pose proof (Prob_monotone P _ _ (Ms (Digits.Strong Limit) I) Mh (fun w => ends_weaken _ _ _ _ w
                    (fun _ _ => I)));
                  Lra.lra ]
      end ].

(** ** (ii), the levels: at index 1, of one member or both *)

Definition tell_weak := digits_answers 0 0 ones zeros 100 (20 / 3).
Definition weak_f := digits_data 0 0 ones zeros 100 (20 / 3).
Notation weak_right := (right_digits p3 0 0 ones zeros 100 (20 / 3) ((1 / 10) ^ 1)).
Lemma weak_about iota : Digits.in_omega 1 1 iota -> real_admissible (weak_f iota) (tell_weak iota).
Proof. exact (C1_real_admissible 0 0 ones zeros 100 (20 / 3) 1 1 (le_n 1) (le_n 1) iota). Qed.
Lemma weak_corner i : weak_right (Digits.Weak i 1) (corner (3 / 20) i).
Proof. apply (right_corner p3 0 zeros (20 / 3)); [numbers | numbers | entrywise | lra | apply le_n | number]. Qed.
Definition tossing_weak := compare tell_weak (Digits.in_omega 1 1) weak_f weak_about origin origin (toss (3 / 20)).
Definition asking_weak :=
  compare tell_weak (Digits.in_omega 1 1) weak_f weak_about (corner (3 / 20) One) (corner (3 / 20) Two)
    (fun _ : outcomes => Until).
Lemma tossing_weak_right i : exists w,
  ends tossing_weak (tell_weak (Digits.Weak i 1)) (weak_right (Digits.Weak i 1)) w /\
  (w = Some true \/ w = Some false).
Proof.
  destruct i; [exists (Some true) | exists (Some false)]; (split; [| auto]); eapply compare_now; try reflexivity;
    apply weak_corner.
Qed.
Lemma tossing_weak_reads o : reads_levels 0 tossing_weak o.
Proof. intros [[|] |] x read [_ ->] k n []. Qed.
Lemma asking_weak_right i : 1 <= Prob certain (ends asking_weak (tell_weak (Digits.Weak i 1)) (weak_right
  (Digits.Weak i 1))).
Proof.
  apply (weighted_reach 1 0 0 ltac:(lra) _ true false false); try discriminate; [| unfold weight; lra]. intros _.
  apply compare_until; [apply le_n | reflexivity |].
  destruct i; [left | right]; (split; [| apply weak_corner]); unfold weak_f; cbn; lra.
Qed.

(** P1 with 1 - eta = 3/2000 and the entry 1/100: at index 1 the other entry is -6/25, and c(6/25) = 1/160.  The same at
    index 5 with the entry 5^-5 and 1 - eta = 3/62500. *)
Definition p1 := P1 (1997 / 2000).
Definition p1_far := P1 (62497 / 62500).
(** Where the third entry is the weak one, e_3 / a is a solution. *)
Definition third_unit : nat -> R := @LargestEntry.unit R_field 2 (1 * (3 / 20)).
Lemma third_right i : right_digits p3 0 1 ones (column (20 / 3)) 100 (20 / 3) ((1 / 10) ^ 1) (Digits.Weak i 1)
  third_unit.
Proof.
  apply (within_fields p3 0 1 ones (column (20 / 3)) ltac:(unfold p3; simpl; lra)).
  assert (E : @Optimisation.coefficient R_field p3 (20 / 3) = 3 / 20) by (rewrite coefficient_real; unfold p3;
    simpl; lra).
  intros e He. exists third_unit. split.
  - pose (A := @Digits.inverse_matrix R_field 0 ones (column (20 / 3)) (@Entries.first_entry R_field (20 / 3) (Member
    i 1))
      (@Entries.second_entry R_field (20 / 3) (Member i 1))).
    destruct (@LargestEntry.largest_minimises R_field p3 0 3 A (20 / 3) 1 2) as [T _]; try (intros; lia);
      [unfold p3; simpl; in_R; lra | | in_R; lra | cbn; unfold column; in_R; lra | rewrite E in T; exact T].
    intros j Hj. unfold A. rewrite abs_real. unfold Digits.inverse_matrix.
    rewrite <- entry_1_abstract, <- entry_2_abstract.
    change (Rabs (@Optimisation.family_matrix R_field (entry_1 (20 / 3) (Member i 1)) (entry_2 (20 / 3) (Member i 1))
      ones
      (column (20 / 3)) 1 0 j) <= 20 / 3).
    apply Rabs_le. destruct i, j as [| [| [| j]]]; try lia; cbn; unfold column; in_R; lra.
  - change (0 < e) in He. split; [change (0 <= (1 / 10) ^ 1 + e); simpl; lra |].
    apply (Rle_trans _ 0).
    + apply Req_le. apply (@Distances.power_sum_self R_field 2 3). lia.
    + change (0 <= ((1 / 10) ^ 1 + e) * (((1 / 10) ^ 1 + e) * 1)). simpl. nra.
Qed.
Definition coarse_weak := compare tell_weak (Digits.in_omega 1 1) weak_f weak_about origin origin (fun w =>
  match w with Some true => Now (corner (3 / 20) One) | Some false => Now (corner (3 / 20) Two) | None => Never end).
Lemma coarse_never o (G : (nat -> R) -> Prop) : ~ ends coarse_weak o G None.
Proof. intros (x & read & [] & _). Qed.
Lemma coarse_wrong : ~ weak_right (Digits.Weak One 1) (corner (3 / 20) Two).
Proof.
  intros H. refine (not_both p3 0 0 ones zeros (20 / 3) ((1 / 10) ^ 1) _ _ _ _ 1 _ _ H (weak_corner Two));
    first [numbers | entrywise | number].
Qed.
Lemma coarse_right i : 2 / 3 <= Prob coarse_space (ends coarse_weak (tell_weak (Digits.Weak i 1)) (weak_right
  (Digits.Weak i 1))).
Proof.
  set (A := ends coarse_weak _ _). change (2 / 3 <= coarse_mass A). unfold coarse_mass.
  pose proof (truth_range (A None)). pose proof (truth_range (A (Some true))).
  pose proof (truth_range (A (Some false) /\ ~ A None)). destruct i.
  - rewrite (truth_true (A (Some true))); [lra |]. intros N. apply N.
    eapply compare_now; [reflexivity | exact (weak_corner One)].
  - rewrite (truth_true (A (Some false) /\ ~ A None)); [lra |]. intros N. apply N. split; [| apply coarse_never].
    eapply compare_now; [reflexivity | exact (weak_corner Two)].
Qed.
Lemma coarse_reads o : reads_levels 0 coarse_weak o.
Proof. intros [[|] |] x read H; [destruct H as [_ ->] | destruct H as [_ ->] | destruct H]; intros k n []. Qed.
Lemma coarse_one : measurable coarse_space (ends coarse_weak (tell_weak (Digits.Weak One 1)) (weak_right (Digits.Weak
  One 1))).
Proof.
  split; intros H; [| destruct (coarse_never _ _ H)]. destruct H as (x & read & [-> _] & H). destruct (coarse_wrong H).
Qed.
Ltac levels_met near :=
  lazymatch goal with
  | |- measurable _ _ => exact I
  | |- forall i, measurable _ _ => intros; exact I
  | |- exists i, measurable _ _ => exists One; first [exact I | exact coarse_one]
  | |- reads_levels _ coarse_weak _ => apply coarse_reads
  | |- forall i, _ <= Prob coarse_space _ => exact coarse_right
  | |- reads_levels _ tossing_weak _ => apply tossing_weak_reads
  | |- reads_levels _ (RefuteFields.says _ _) _ => apply says_levels
  | |- forall i, 1 / 2 <= Prob fair _ => let i := fresh in intros i; exact (fair_some _ (tossing_weak_right i))
  | |- forall i, 1 <= Prob trivial_space _ => let i := fresh in let w := fresh in let A := fresh in
      intros i; destruct (tossing_weak_right i) as (w & A & _); exact (trivial_some _ w A)
  | |- forall i, 1 <= Prob certain (ends asking_weak _ _) => exact asking_weak_right
  | |- forall i, 0 <= Prob _ _ => intros; apply Prob_nonneg; exact I
  | |- exists i, _ <= Prob _ _ => exists One; apply says_surely; near ()
  | |- forall i, _ <= Prob certain _ => intros ?; apply says_surely; near ()
  | |- _ => numbers
  end.
Ltac by_other a := match goal with i : branch |- _ => destruct i; [by_diagonal a 1%nat | by_diagonal a O] end.
Ltac refute_RealsDigits_C1_real_levels m :=
  let at_ p N g weak f := (specialize (m p O O N ones g 100 weak 1%nat f); met_by ltac:(fun _ => numbers) m) in
  let with_ P A q := (specialize (m P A O q); cbv zeta in m; cbn [Nat.max Nat.add] in m;
    met_by ltac:(fun _ => solve [levels_met ltac:(fun _ => fail)]) m; Lra.lra) in
  let saying x near := (specialize (m certain (RefuteFields.says (W := outcomes) x _) O 1); cbv zeta in m;
    cbn [Nat.max Nat.add] in m; met_by ltac:(fun _ => solve [levels_met near]) m; Lra.lra) in
  first
    [ at_ p3 O zeros (20 / 3) 1%nat;
      first [ with_ fair tossing_weak (1 / 2) | with_ fair tossing_weak 0 | with_ trivial_space tossing_weak 1
            | with_ certain asking_weak 1 | with_ coarse_space coarse_weak (2 / 3)
            | saying (corner (3 / 20) One) ltac:(fun _ => exact (weak_corner One)) ]
    | at_ p3 O zeros (20 / 3) 1%nat; saying origin ltac:(fun _ => by_plane)
    | at_ p3 O zeros (20 / 3) 1%nat; saying (plane_vector (3 / 40) (3 / 40)) ltac:(fun _ => by_plane)
    | at_ p3 O zeros (15 / 2) 1%nat; saying (plane_vector (1 / 15) (1 / 15)) ltac:(fun _ => by_plane)
    | at_ p3 1%nat (column 1000000) (20 / 3) 1%nat; saying origin ltac:(fun _ => by_third 1000000)
    | at_ p3 1%nat (column (20 / 3)) (20 / 3) 1%nat;
      saying third_unit ltac:(fun _ => apply third_right)
    | at_ (P3 1000) O zeros (20 / 3) 1%nat; saying origin ltac:(fun _ => by_lambda)
    | at_ p1 O zeros (1 / 100) 1%nat; saying origin ltac:(fun _ => by_other (6 / 25))
    | at_ p1_far O zeros (1 / 3125) 5%nat; saying origin ltac:(fun _ => by_other (6 / 10000))
    | at_ p3 O zeros 1000 1%nat; saying origin ltac:(fun _ => by_top 1000) ].

(** At whatever member beyond the levels, whichever of the two is asked. *)
Lemma power_at r f n x : r ^ f <= x -> (f <= n)%nat -> 1 / 4 <= r -> (1 / 4) ^ n <= x.
Proof.
  intros H L R. apply (Rle_trans _ ((1 / 4) ^ f)); [| apply (Rle_trans _ _ _ (pow_incr (1 / 4) r f ltac:(lra)) H)].
  clear - L. induction L as [| n _ IH]; [lra |]. simpl. assert (0 < (1 / 4) ^ n) by (apply pow_lt; lra). lra.
Qed.
Ltac prove_RealsDigits_C1_real_levels :=
  intros p k m N b g strong weak f1 f2; intros; cbv zeta in *;
  first
    [ exists certain, (RefuteFields.silent (W := outcomes) _), O, 0; intros; Lra.lra
    | match goal with
      | l : nat, R : reads_levels ?l ?A (digits_answers _ _ _ _ _ _ (Digits.Weak _ ?n)),
        Ms : forall i, measurable ?P _, L : forall i,
          ?q <= Prob ?P (ends ?A _ (right_digits _ _ _ _ _ _ _ ?rho _)) |- _ =>
          refine (weak_half p m N b g strong weak rho f1 f2 _ _ _ _ P A l n q Ms L _ _ _ _);
          lazymatch goal with
          | |- (_ <= _)%nat => lia
          | |- forall j : nat, _ => below
          | |- 0 <= _ => nonneg
          | |- sqrt 2 * _ < _ => separated
          | |- (1 / 4) ^ _ <= _ => eapply power_at; [eassumption | lia | Lra.lra]
          | |- _ \/ _ => first [left; exact R | right; exact R]
          | |- _ => assumption
          end
      end ].
