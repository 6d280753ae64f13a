(** * What of W, X1, X2 and K over the real numbers holds for less

    Where countable unions of events are events, X1 and X2 need not know that it is an event that an algorithm ends on
    the limit from levels [<= m]: an outcome on which it ends there is, from some member on, none of those on which it is
    right about members ([seldom_often]).  For K and W members may be 2^-n from the limit. *)

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
    intros w H'. split; [exact Logic.I |]. intros N. apply N. exists (k - n)%nat. replace (n + (k - n))%nat with k by lia. exact H'. }
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
    apply (Y One). intros Y1. apply (Y Two). intros Y2. apply (not_both n x ltac:(unfold n; lia)); apply Z; assumption. }
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
  pose (T := fun k => if sig_not_dec (differ (branch_of k) (place k)) then success (branch_of k) (place k) else fun _ => ~ True).
  assert (S0 : Prob P (ends E (answers Limit) (flag Limit)) + b <= 1).
  { apply (seldom_often P _ T).
    - apply (Me Limit Logic.I).
    - intros k. unfold T. destruct (sig_not_dec _); [apply (Me (Member (branch_of k) (place k))); unfold is_input, place; lia |].
      apply measurable_not, measurable_all.
    - intros N no. apply (often_different H (N + S first)%nat). intros (n & i & Hn & _ & Df). apply no.
      pose (j := (n - S first)%nat).
      assert (K : exists k, (2 * j <= k)%nat /\ branch_of k = i /\ Nat.div2 k = j).
      { destruct i.
        - exists (2 * j)%nat. split; [lia |]. split; [unfold branch_of; rewrite Nat.even_mul; reflexivity | apply Nat.div2_double].
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
  (forall i n, (first < n)%nat -> measurable P (wrongly i n)) -> (forall i n, (first < n)%nat -> Prob P (wrongly i n) <= c) ->
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
    pose proof (Prob_monotone P _ (T k) (measurable_and P _ _ M3 (measurable_not P _ M2)) (MT k) (fun w H => conj (proj2 (proj1 H)) (proj2 H))).
    pose proof (C One n Hn). pose proof (C Two n Hn). lra. }
  assert (Prob P (ends A (answers Limit) (fun y => snd y = true)) + (1 - 2 * c) <= 1); [| lra].
  apply (seldom_often P _ T); [exact Mr | exact MT | |].
  - intros N no. apply no. exists N. split; [apply le_n | apply Q].
  - intros w (y & r & X & Y). destruct (some_level r) as [m L]. exists m. intros k Hk [N1 N2]. set (n := S (first + k)) in *.
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
  - exact (W_general_sum (as_space P) A _ _ _ _ m b b (O Two) (O One) (Ag Two One) (fun x X Y => N x Y X) R (B' Two) (B' One)).
Qed.

(** 3 alpha < kappa is more than 2 alpha < kappa, but for alpha < 0; then nothing is within alpha of a set. *)
Lemma three_not_both {X : Metric_Space} kappa alpha (S T : Base X -> Prop) x : gap_at_least kappa S T -> 3 * alpha < kappa ->
  within alpha S x -> within alpha T x -> False.
Proof.
  intros G L U V. destruct (Rlt_le_dec alpha 0) as [N |]; [| apply (within_not_both kappa alpha S T x G ltac:(lra) U V)].
  destruct (U (- alpha / 2) ltac:(lra)) as (s & _ & H). pose proof (dist_pos X x s). lra.
Qed.
Ltac excluded Ap L :=
  let X := fresh in let Y := fresh in
  intros X Y;
  first
    [ exact (within_not_both _ _ _ _ _ (Ap _ _ ltac:(lia) ltac:(lia)) L X Y)
    | exact (three_not_both _ _ _ _ _ (Ap _ _ ltac:(lia) ltac:(lia)) L X Y)
    | exact (within_not_both _ _ _ _ _ (Ap _ _ ltac:(lia) ltac:(lia)) L X X)
    | exact (within_not_both _ _ _ _ _ (Ap _ _ ltac:(lia) ltac:(lia)) L Y Y) ].

Ltac prove_RealForks_W_real_levels :=
  first
    [ intros X f Xi kappa alpha first Ap L P D O; exists (RefuteRealForks.say (fun _ => None) D);
      exact (W_real_levels f Xi kappa alpha first Ap L P O (RefuteRealForks.say (fun _ => None) D))
    | intros X f Xi kappa alpha first Ap L P D O A m b; cbv zeta; intros Me R B;
      match type of R with
      | reads_levels _ _ (real_fork_information _ (Member _ ?n)) =>
          apply (levels_any P (real_fork_information f) (fun iota => within alpha (Xi iota)) A m n b);
          [ intros i; apply O; lia | intros i; apply as_real_limit_agrees; lia | intros x; excluded Ap L
          | first [left; exact R | right; exact R] | exact Me | exact B ]
      end ].
Ltac prove_RealForks_X1_real_fork :=
  first
    [ intros X f Xi kappa alpha first Ap L P D O OL; exists (RefuteRealForks.say (fun _ => None) D);
      exact (X1_real_fork f Xi kappa alpha first Ap L P O OL (RefuteRealForks.say (fun _ => None) D))
    | intros X f Xi kappa alpha first Ap L P D O OL t E b; cbv zeta; intros Me;
      let go H B :=
        (apply (flags_any P (real_fork_information f) (fun iota => within alpha (Xi iota)) first ltac:(intros; apply O; lia) OL
           (fun i m n => as_real_limit_agrees (f Limit) (f (Member i n)) n m) ltac:(intros n x Hn; excluded Ap L) t E);
         [ intros [| i n] Hi; apply Me; cbn in *; first [exact Logic.I | lia]
         | first [exact H | destruct H as [H | H]; [left; exact H | right; intros N; destruct (H N) as (n & Hn & F); exists n; split;
             [exact Hn | exists One; apply F]]]
         | intros [| i n] Hi; apply B; cbn in *; first [exact Logic.I | lia] ]) in
      first [intros H B; go H B | intros _ H B; go H B] ].
Ltac prove_RealForks_X2_real_fork :=
  first
    [ intros X f Xi kappa alpha first Ap L P D O OL; exists (RefuteRealForks.say (fun _ => None) D);
      exact (X2_real_fork f Xi kappa alpha first Ap L P O OL (RefuteRealForks.say (fun _ => None) D))
    | intros X f Xi kappa alpha first Ap L P D O OL A c; cbv zeta;
      let go Mr Mw C :=
        (assert (H : Prob P (ends A (real_fork_information f Limit) (fun y => snd y = true)) <= 2 * c) by
           (apply (false_flags_any P (real_fork_information f) (fun iota => within alpha (Xi iota)) first ltac:(intros; apply O; lia) OL
              (fun i m n => as_real_limit_agrees (f Limit) (f (Member i n)) n m) ltac:(intros n x Hn; excluded Ap L) A c);
            [exact Mr | intros; apply Mw; lia | intros; apply C; lia]);
         first
           [ exact H
           | pose proof (C One (S first) ltac:(lia)) as C1;
             pose proof (Prob_monotone P _ _ (measurable_not P _ (measurable_all P)) (Mw One (S first) ltac:(lia)) ltac:(tauto)) as C0;
             pose proof (Prob_additive P _ _ (measurable_all P) (measurable_all P)) as C2;
             pose proof (Prob_monotone P _ _ (measurable_and P _ _ (measurable_all P) (measurable_not P _ (measurable_all P)))
               (measurable_not P _ (measurable_all P)) (fun w K => proj2 K));
             pose proof (Prob_monotone P _ _ (measurable_and P _ _ (measurable_all P) (measurable_all P)) (measurable_all P) (fun w K => proj1 K));
             lra ]) in
      first [intros Mr Mw C; go Mr Mw C | intros _ Mr Mw C; go Mr Mw C] ].
