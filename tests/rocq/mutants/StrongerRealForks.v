(** * What of W, X1, X2 and K over the real numbers holds for less

    Where countable unions of events are events, X1 and X2 need not know that it is an event that an algorithm ends on
    the limit from levels [<= m]: an outcome on which it ends there is, from some member on, none of those on which it
    is right about members ([seldom_often]).  For K and W members may be 2^-n from the limit. *)

From Coq Require Import ClassicalDedekindReals QArith Qreals Raxioms RIneq Rbasic_fun Rfunctions Rlimit Rseries Lra Lia.
From Coq Require Import PeanoNat List.
From Barriers Require Import OrderedFields RealField ProbabilitySpaces Algorithms Computation.
From Barriers Require Import GeneralAlgorithms GeneralForks RealComputation RealForks RealVacuity.
From Mutants Require Import Verdicts.
From Mutants Require RefuteRealForks RefuteGeneralForks.
Import ListNotations.
Open Scope R_scope.

Lemma limit_le (u : nat -> R) l c : Un_cv u l -> (forall n, u n <= c) -> l <= c.
Proof.
  intros C B. destruct (Rle_lt_dec l c) as [| L]; [assumption |]. destruct (C (l - c) ltac:(lra)) as [N H].
  specialize (H N (le_n N)). specialize (B N). unfold R_dist in H. apply Rabs_def2 in H. lra.
Qed.

(** If no outcome in A is in infinitely many of the T n, and infinitely many of these have a probability >= q, then
    P(A) + q <= 1. *)
Lemma seldom_often (P : real_probability_space) (A : sample P -> Prop) (T : nat -> sample P -> Prop) q :
  measurable P A -> (forall n, measurable P (T n)) -> (forall N, ~ ~ exists n, (N <= n)%nat /\ q <= Prob P (T n)) ->
  (forall w, A w -> exists m, forall n, (m <= n)%nat -> ~ T n w) -> Prob P A + q <= 1.
Proof.
  intros MA MT Often Seldom. pose (V := fun n w => ~ exists k, T (n + k)%nat w).
  assert (MV : forall n, measurable P (V n)).
  { intros n. exact (measurable_not P _ (measurable_union P (fun k => T (n + k)%nat) (fun k => MT _))). }
  assert (B : forall n, Prob P (V n) <= 1 - q).
  { intros n. destruct (Rle_lt_dec (Prob P (V n)) (1 - q)) as [| L]; [assumption |]. exfalso. apply (Often n).
    intros (k & Hk & Q). pose proof (measurable_all P) as Ma.
    pose proof (Prob_additive P _ _ Ma (MV n)) as E. rewrite Prob_all in E.
    pose proof (Prob_monotone P _ _ (MV n) (measurable_and P _ _ Ma (MV n)) (fun w H => conj Logic.I H)).
    assert (Prob P (T k) <= Prob P (fun w => True /\ ~ V n w)); [| lra].
    apply Prob_monotone; [apply MT | apply measurable_and; [exact Ma | apply measurable_not, MV] |].
    intros w H'. split; [exact Logic.I |]. intros N. apply N. exists (k - n)%nat. replace (n + (k - n))%nat with k by
      lia. exact H'. }
  assert (C : Prob P (fun w => exists n, V n w) <= 1 - q).
  { apply (limit_le (fun n => Prob P (V n))); [| exact B]. apply Prob_continuous; [exact MV |].
    intros n w H [k K]. apply H. exists (S k). replace (n + S k)%nat with (S n + k)%nat by lia. exact K. }
  assert (Prob P A <= Prob P (fun w => exists n, V n w)); [| lra].
  apply Prob_monotone; [exact MA | apply measurable_union, MV |]. intros w Aw. destruct (Seldom w Aw) as [m H].
  exists m. intros [k K]. exact (H (m + k)%nat ltac:(lia) K).
Qed.

Section Fork.
Variable P : real_probability_space.
Context {D : oracle -> Prop} {M : Type}.
Variables (answers : fork -> oracle) (right : fork -> M -> Prop) (first : nat).
Hypothesis members_occur : forall i n, (first < n)%nat -> D (answers (Member i n)).
Hypothesis limit_occurs : D (answers Limit).
Hypothesis alike : forall i m n, (m <= n)%nat -> agree m (answers Limit) (answers (Member i n)).
Hypothesis not_both : forall n x, (first < n)%nat -> right (Member One n) x -> right (Member Two n) x -> False.

Section Flags.
Variables (t : general_algorithm D unit M) (E : general_algorithm D (sample P) bool).
Let flag iota := general_flag t (answers iota) (right iota).
Let differ i n := forall said, flag Limit said -> flag (Member i n) said -> False.
Let success i n := ends E (answers (Member i n)) (flag (Member i n)).

Lemma often_different : flag Limit true \/ infinitely_often (fun n => exists i, flag (Member i n) true) ->
  forall N, ~ ~ exists n i, (N <= n)%nat /\ (first < n)%nat /\ differ i n.
Proof.
  assert (Yes : flag Limit true -> forall N, ~ ~ exists n i, (N <= n)%nat /\ (first < n)%nat /\ differ i n).
  { intros (x & r & X & Rx) N no. destruct (some_level r) as [m L]. pose (n := S (N + m + first)).
    assert (Y : forall i, ~ ~ flag (Member i n) true).
    { intros i F. apply no. exists n, i. split; [unfold n; lia |]. split; [unfold n; lia |].
      intros [|] U V; [exact (F V) | apply U; exists x, r; auto]. }
    assert (Z : forall i, flag (Member i n) true -> right (Member i n) x).
    { intros i (y & r' & H & Ry).
      assert (X' : halts t tt (answers (Member i n)) x r).
      { apply (same_end m t (answers Limit)); auto; [apply members_occur | apply alike]; unfold n; lia. }
      rewrite (halts_once _ _ _ t tt _ y x r' r (members_occur i n ltac:(unfold n; lia)) H X') in Ry. exact Ry. }
    apply (Y One). intros Y1. apply (Y Two). intros Y2. apply (not_both n x ltac:(unfold n; lia)); apply Z;
      assumption. }
  intros [H | H] N; [exact (Yes H N) |]. intros no. assert (L : flag Limit false) by (intros U; exact (Yes U N no)).
  destruct (H (S (N + first))) as (n & Hn & i & F). apply no. exists n, i. split; [lia |]. split; [lia |].
  intros [|] U V; [exact (L U) | exact (V F)].
Qed.

Lemma flags_any b : (forall iota, is_input (S first) iota -> measurable P (ends E (answers iota) (flag iota))) ->
  flag Limit true \/ infinitely_often (fun n => exists i, flag (Member i n) true) ->
  (forall iota, is_input (S first) iota -> b <= Prob P (ends E (answers iota) (flag iota))) -> b <= 1 / 2.
Proof.
  intros Me H B. destruct (Rle_lt_dec b (1 / 2)) as [| L]; [assumption |]. exfalso.
  pose (branch_of := fun k => if Nat.even k then One else Two). pose (place := fun k => S (first + Nat.div2 k)).
  pose (T := fun k => if sig_not_dec (differ (branch_of k) (place k)) then success (branch_of k) (place k) else fun _
    => ~ True).
  assert (S0 : Prob P (ends E (answers Limit) (flag Limit)) + b <= 1).
  { apply (seldom_often P _ T).
    - apply (Me Limit Logic.I).
    - intros k. unfold T. destruct (sig_not_dec _); [apply (Me (Member (branch_of k) (place k)));
      unfold is_input, place; lia |].
      apply measurable_not, measurable_all.
    - intros N no. apply (often_different H (N + S first)%nat). intros (n & i & Hn & _ & Df). apply no.
      pose (j := (n - S first)%nat).
      assert (K : exists k, (2 * j <= k)%nat /\ branch_of k = i /\ Nat.div2 k = j).
      { destruct i.
        - exists (2 * j)%nat. split; [lia |]. split; [unfold branch_of; rewrite Nat.even_mul; reflexivity
          | apply Nat.div2_double].
        - exists (S (2 * j)). split; [lia |]. split; [| apply Nat.div2_succ_double].
          unfold branch_of. rewrite Nat.even_succ, <- Nat.negb_even, Nat.even_mul. reflexivity. }
      destruct K as (k & Hk & Ei & Ej). exists k. split; [unfold j in Hk; lia |]. unfold T.
      assert (En : place k = n) by (unfold place; rewrite Ej; unfold j; lia). rewrite Ei, En.
      destruct (sig_not_dec _) as [_ | C]; [apply (B (Member i n)); cbn; lia | destruct (C Df)].
    - intros w (said & r & X & F). destruct (some_level r) as [m Lr]. exists (2 * m)%nat. intros k Hk. unfold T.
      assert (m <= place k)%nat.
      { unfold place. pose proof (Nat.div2_odd k) as O. destruct (Nat.odd k); cbn [Nat.b2n] in O; lia. }
      assert (O : D (answers (Member (branch_of k) (place k)))) by (apply members_occur; unfold place; lia).
      destruct (sig_not_dec _) as [C | _]; [| tauto]. intros (said' & r' & Y & F'). apply C. intros Df.
      rewrite (halts_once _ _ _ E w _ said' said r' r O Y) in F'; [exact (Df said F F') |].
      apply (same_end m E (answers Limit)); auto. }
  pose proof (B Limit Logic.I). lra.
Qed.
End Flags.

Lemma false_flags_any (A : general_algorithm D (sample P) (M * bool)) c :
  let wrongly i n := ends A (answers (Member i n)) (fun y => snd y = true /\ ~ right (Member i n) (fst y)) in
  measurable P (ends A (answers Limit) (fun y => snd y = true)) ->
  (forall i n, (first < n)%nat -> measurable P (wrongly i n)) -> (forall i n, (first < n)%nat ->
    Prob P (wrongly i n) <= c) ->
  Prob P (ends A (answers Limit) (fun y => snd y = true)) <= 2 * c.
Proof.
  intros wrongly Mr Mw C. pose (T := fun k w => ~ wrongly One (S (first + k)) w /\ ~ wrongly Two (S (first + k)) w).
  assert (MT : forall k, measurable P (T k)) by (intros k; apply measurable_and; apply measurable_not, Mw; lia).
  assert (Q : forall k, 1 - 2 * c <= Prob P (T k)).
  { intros k. set (n := S (first + k)). assert (Hn : (first < n)%nat) by (unfold n; lia).
    pose proof (measurable_all P) as Ma. pose proof (Mw One n Hn) as M1. pose proof (Mw Two n Hn) as M2.
    pose proof (measurable_and P _ _ Ma (measurable_not P _ M1)) as M3.
    pose proof (Prob_additive P _ _ Ma M1) as E. rewrite Prob_all in E. pose proof (Prob_additive P _ _ M3 M2) as E'.
    pose proof (Prob_monotone P _ _ (measurable_and P _ _ Ma M1) M1 (fun w H => proj2 H)).
    pose proof (Prob_monotone P _ _ (measurable_and P _ _ M3 M2) M2 (fun w H => proj2 H)).
    pose proof (Prob_monotone P _ (T k) (measurable_and P _ _ M3 (measurable_not P _ M2)) (MT k) (fun w H => conj
      (proj2 (proj1 H)) (proj2 H))).
    pose proof (C One n Hn). pose proof (C Two n Hn). lra. }
  assert (Prob P (ends A (answers Limit) (fun y => snd y = true)) + (1 - 2 * c) <= 1); [| lra].
  apply (seldom_often P _ T); [exact Mr | exact MT | |].
  - intros N no. apply no. exists N. split; [apply le_n | apply Q].
  - intros w (y & r & X & Y). destruct (some_level r) as [m L]. exists m. intros k Hk [N1 N2]. set (n :=
    S (first + k)) in *.
    assert (X' : forall i, halts A w (answers (Member i n)) y r).
    { intros i. apply (same_end m A (answers Limit)); auto; [apply members_occur | apply alike]; unfold n; lia. }
    apply N1. exists y, r. split; [apply X' |]. split; [exact Y |]. intros R1.
    apply N2. exists y, r. split; [apply X' |]. split; [exact Y |]. intros R2.
    exact (not_both n (fst y) ltac:(unfold n; lia) R1 R2).
Qed.
End Fork.

(** W: levels of one branch are enough, and members from level m on. *)
Lemma levels_any (P : real_probability_space) {D : oracle -> Prop} {M : Type} (answers : fork -> oracle)
    (right : fork -> M -> Prop) (A : general_algorithm D (sample P) M) m n b :
  (forall i, D (answers (Member i n))) -> (forall i, agree m (answers Limit) (answers (Member i n))) ->
  (forall x, right (Member One n) x -> right (Member Two n) x -> False) ->
  reads_levels m A (answers (Member One n)) \/ reads_levels m A (answers (Member Two n)) ->
  (forall i, measurable P (ends A (answers (Member i n)) (right (Member i n)))) ->
  (forall i, b <= Prob P (ends A (answers (Member i n)) (right (Member i n)))) -> b <= 1 / 2.
Proof.
  intros O Al N R Me B.
  assert (Ag : forall i j, agree m (answers (Member i n)) (answers (Member j n))).
  { intros i j k l L. rewrite <- (Al i k l L). apply (Al j k l L). }
  assert (B' : forall i, at_least (as_space P) (ends A (answers (Member i n)) (right (Member i n))) b)
    by (intros i; apply at_least_real; [apply Me | apply B]).
  assert (H : b + b <= 1); [| lra]. destruct R as [R | R].
  - exact (W_general_sum (as_space P) A _ _ _ _ m b b (O One) (O Two) (Ag One Two) N R (B' One) (B' Two)).
  - exact (W_general_sum (as_space P) A _ _ _ _ m b b (O Two) (O One) (Ag Two One) (fun x X Y => N x Y X) R (B' Two)
    (B' One)).
Qed.

(** 3 alpha < kappa is more than 2 alpha < kappa, but for alpha < 0; then nothing is within alpha of a set. *)
Lemma three_not_both {X : Metric_Space} kappa alpha (S T : Base X -> Prop) x : gap_at_least kappa S T ->
  3 * alpha < kappa ->
  within alpha S x -> within alpha T x -> False.
Proof.
  intros G L U V. destruct (Rlt_le_dec alpha 0) as [N |];
    [| apply (within_not_both kappa alpha S T x G ltac:(lra) U V)].
  destruct (U (- alpha / 2) ltac:(lra)) as (s & _ & H). pose proof (dist_pos X x s). lra.
Qed.
Ltac excluded Ap L n :=
  let X := fresh in let Y := fresh in
  intros X Y;
  first
    [ exact (within_not_both _ _ _ _ _ (Ap n n ltac:(lia) ltac:(lia)) L X Y)
    | exact (three_not_both _ _ _ _ _ (Ap n n ltac:(lia) ltac:(lia)) L X Y)
    | exact (within_not_both _ _ _ _ _ (Ap n n ltac:(lia) ltac:(lia)) L X X)
    | exact (within_not_both _ _ _ _ _ (Ap n n ltac:(lia) ltac:(lia)) L Y Y) ].

Lemma prob_nonneg (P : real_probability_space) A c : measurable P A -> Prob P A <= c -> 0 <= c.
Proof.
  intros M L. pose proof (measurable_all P) as Ma. pose proof (Prob_additive P _ _ M Ma).
  pose proof (Prob_monotone P _ _ (measurable_and P _ _ M Ma) M (fun w H => proj1 H)).
  pose proof (Prob_monotone P _ _ (measurable_and P _ _ M (measurable_not P _ Ma)) M (fun w H => proj1 H)). lra.
Qed.

Ltac prove_RealForks_W_real_levels :=
  first
    [ intros X f Xi kappa alpha first Ap L P D Occ; exists (RefuteRealForks.say (fun _ => None) D), 0%nat, 0;
      intros; lra
    | intros X f Xi kappa alpha first Ap L P D Occ A m b; cbv zeta; intros Me Lev B;
      match type of Lev with
      | reads_levels _ _ (real_fork_information _ (Member _ ?n)) =>
          apply (levels_any P (real_fork_information f) (fun iota => within alpha (Xi iota)) A m n b);
          [ intros i; apply Occ; lia | intros i; apply as_real_limit_agrees; lia | intros x; excluded Ap L n
          | first [left; exact Lev | right; exact Lev] | exact Me | exact B ]
      end ].
Ltac prove_RealForks_X1_real_fork :=
  first
    [ intros X f Xi kappa alpha first Ap L P D Occ OL; exists (RefuteRealForks.say (fun _ => None) D),
      (RefuteRealForks.say (fun _ => None) D), 0;
      intros; lra
    | intros X f Xi kappa alpha first Ap L P D Occ OL t E b; cbv zeta; intros Me;
      let go H B :=
        (apply (flags_any P (real_fork_information f) (fun iota => within alpha (Xi iota)) first ltac:(intros;
          apply Occ; lia) OL
           (fun i m n => as_real_limit_agrees (f Limit) (f (Member i n)) n m) ltac:(intros n x Hn;
             excluded Ap L n) t E);
         [ intros [| i n] Hi; apply Me; cbn in *; first [exact Logic.I | lia]
         | first [exact H | destruct H as [H | H]; [left; exact H | right; intros N; destruct (H N) as (n & Hn & F);
           exists n; split;
             [exact Hn | exists One; apply F]]]
         | intros [| i n] Hi; apply B; cbn in *; first [exact Logic.I | lia] ]) in
      first [intros H B; go H B | intros _ H B; go H B] ].
Ltac prove_RealForks_X2_real_fork :=
  first
    [ intros X f Xi kappa alpha first Ap L P D Occ OL; exists (RefuteRealForks.say (fun _ => None) D), 1;
      cbv zeta; intros _ Mr _ _; pose proof (Prob_monotone P _ _ Mr (measurable_all P) (fun w _ => Logic.I)) as C0;
      rewrite Prob_all in C0; apply (Rle_trans _ _ _ C0); lra
    | intros X f Xi kappa alpha first Ap L P D Occ OL A c; cbv zeta;
      let go Mr Mw C :=
        (assert (H : Prob P (ends A (real_fork_information f Limit) (fun y => snd y = true)) <= 2 * c) by
           (apply (false_flags_any P (real_fork_information f) (fun iota => within alpha (Xi iota)) first
             ltac:(intros; apply Occ; lia) OL
              (fun i m n => as_real_limit_agrees (f Limit) (f (Member i n)) n m) ltac:(intros n x Hn;
                excluded Ap L n) A c);
            [exact Mr | intros; apply Mw; lia | intros; apply C; lia]);
         first
           [ exact H
           | pose proof (prob_nonneg P _ _ (Mw One (S first) ltac:(lia)) (C One (S first) ltac:(lia)));
             lra ]) in
      first [intros Mr Mw C; go Mr Mw C | intros _ Mr Mw C; go Mr Mw C] ].

(** ** K *)

(** The nearest answer about the limit, wherever it is admissible, for whatever inputs. *)
Definition as_if {Omega} (f : Omega -> nat -> R) (limit iota : Omega) : oracle := fun k l =>
  if Rle_lt_dec (Rabs (Q2R (real_nearest (f limit k) l) - f iota k)) ((1 / 2) ^ l) then real_nearest (f limit k) l
  else real_nearest (f iota k) l.
Lemma as_if_admissible {Omega} (f : Omega -> nat -> R) limit iota : real_admissible (f iota) (as_if f limit iota).
Proof.
  intros k l. unfold as_if. destruct (Rle_lt_dec _ _) as [E |]; [| apply (real_nearest_admissible (f iota) k l)].
  split; [eexists; reflexivity | exact E].
Qed.
Lemma as_if_limit {Omega} (f : Omega -> nat -> R) limit k l : as_if f limit limit k l = real_nearest (f limit k) l.
Proof. unfold as_if. destruct (Rle_lt_dec _ _); reflexivity. Qed.
Lemma as_if_agrees {Omega} (f : Omega -> nat -> R) limit iota n m : (m < n)%nat ->
  (forall k, Rabs (f iota k - f limit k) <= (1 / 2) ^ n) -> agree m (as_if f limit limit) (as_if f limit iota).
Proof.
  intros L C k l H. rewrite as_if_limit. unfold as_if. destruct (Rle_lt_dec _ _) as [| N]; [reflexivity | exfalso].
  pose proof (real_nearest_error (f limit k) l) as E. specialize (C k).
  pose proof (half_decreases (S l) n ltac:(lia)) as B.
  apply RefuteRealForks.abs_le in E. apply RefuteRealForks.abs_le in C.
  apply (Rlt_not_le _ _ N), Rabs_le. cbn [pow] in *. lra.
Qed.

(** K and W for all inputs among which is such a family; it need not be known which ones they are. *)
Lemma real_fork {X : Metric_Space} (Omega : Type) (f : Omega -> nat -> R) (Xi : Omega -> Base X -> Prop)
    (member : fork -> Omega) (first : nat) :
  (forall i n k, (first <= n)%nat -> Rabs (f (member (Member i n)) k - f (member Limit) k) <= (1 / 2) ^ n) ->
  exists information, (forall omega, real_admissible (f omega) (information omega)) /\
    forall alpha (inputs inputs' : Omega -> Prop),
      (forall n x, (first <= n)%nat -> within alpha (Xi (member (Member One n))) x ->
        within alpha (Xi (member (Member Two n))) x -> False) ->
      (forall iota, is_input first iota -> inputs (member iota)) ->
      (forall i n, (first <= n)%nat -> (1 <= n)%nat -> inputs' (member (Member i n))) ->
      K_real_bounds member inputs Xi information alpha first /\ W_real_bound member inputs' Xi information alpha first.
Proof.
  intros C. exists (as_if f (member Limit)). split; [apply as_if_admissible |].
  intros alpha inputs inputs' N I1 I2. pose (answers := fun iota => as_if f (member Limit) (member iota)).
  pose (right := fun iota => within alpha (Xi (member iota))).
  assert (Ag : forall i m n, (first <= n)%nat -> (m < n)%nat -> agree m (answers Limit) (answers (Member i n))).
  { intros i m n Hn Hm. apply (as_if_agrees f _ _ n m Hm). intros k. apply C, Hn. }
  split.
  - intros P A b success halting Me Mh Mb B.
    assert (O : forall iota, is_input first iota -> given (as_if f (member Limit)) inputs (answers iota))
      by (intros iota Hi; exists (member iota); auto).
    assert (Mb' : forall m, event (as_space P) (ends_by m A (answers Limit) (fun _ => True))) by (intros m;
      apply event_real, Mb).
    assert (B' : forall iota, is_input first iota -> at_least (as_space P) (ends A (answers iota) (right iota)) b)
      by (intros iota Hi; apply at_least_real; [apply Me, Hi | apply B, Hi]).
    split; [| intros H1].
    + apply two_thirds_real. exact (RefuteGeneralForks.any_two_thirds (as_space P) answers right first 0
        (fun i n Hn _ => O (Member i n) Hn) Ag (O Limit Logic.I) (fun n x _ Hn => N n x Hn) A b Mb' B').
    + apply half_real. refine (RefuteGeneralForks.halting_half (as_space P) answers right first 0
        (fun i n Hn _ => O (Member i n) Hn) Ag (O Limit Logic.I) (fun n x _ Hn => N n x Hn) A b Mb' _ B').
      apply at_least_real; [exact Mh | apply Req_le; symmetry; exact H1].
  - intros P A b m n success Me R B.
    apply (levels_any P answers right A m n b); [| | | left; exact R | exact Me | exact B].
    + intros i. exists (member (Member i n)). split; [apply I2; unfold n; lia | reflexivity].
    + intros i. apply Ag; unfold n; lia.
    + intros x. apply N. unfold n. lia.
Qed.

Lemma power_less x n : 0 <= x <= 1 / 2 -> x ^ n <= (1 / 2) ^ n.
Proof. intros H. apply pow_incr, H. Qed.
Ltac close C := let i := fresh in let n := fresh in let k := fresh in let N := fresh in
  intros i n k N; eapply Rle_trans; [apply C; lia | apply power_less; lra].
Ltac prove_RealForks_K_real :=
  intros X f Xi kappa first;
  let go C Ap := (
    let i := fresh "i" in let Ad := fresh "Ad" in let B := fresh "B" in let alpha := fresh "alpha" in let L :=
      fresh "L" in
    destruct (real_fork fork f Xi (fun iota => iota) first ltac:(close C)) as (i & Ad & B); exists i; split; [intros;
      apply Ad |];
    intros alpha L; apply (B alpha); [intros n x Hn; excluded Ap L n | trivial | intros; split; [assumption
      | discriminate]]) in
  first [intros _ C Ap; go C Ap | intros C Ap; go C Ap].
Ltac prove_RealForks_K_real_larger :=
  intros X Omega f Xi member index kappa first;
  let go J C Ap := (
    let i := fresh "i" in let Ad := fresh "Ad" in let B := fresh "B" in let alpha := fresh "alpha" in let L :=
      fresh "L" in
    destruct (real_fork Omega f Xi member first ltac:(close C)) as (i & Ad & B); exists i; split;
      [first [exact Ad | exists (member Limit); apply Ad] |];
    intros alpha L; apply (B alpha); [intros n x Hn; excluded Ap L n | trivial |];
    let j := fresh in let n := fresh in let Hn := fresh in let E := fresh in let E' := fresh in
    intros j n Hn _ E; pose proof (J (Member j n) Hn) as E'; rewrite E, (J Limit Logic.I) in E'; discriminate E') in
  first [intros J _ _ C Ap; go J C Ap | intros J _ C Ap; go J C Ap | intros J C Ap; go J C Ap].
