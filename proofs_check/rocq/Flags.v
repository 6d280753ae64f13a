(** * X: no exit flag helps

    The families, the information and the accuracy of J and K.  The flag of a deterministic algorithm on an input is 1
    if the algorithm halts with an output within alpha of the solutions, else 0.  A checker is any randomised algorithm
    with the same information that says 1 or 0; it is correct if it halts with the flag.

    X1.  If the flag is 1 on the limit, or on infinitely many members, every checker is correct with probability <= 1/2
    on some input ([X1_jump], [X1_fork]).  So where a checker does better the flag is 0 on the limit and on all but
    finitely many members ([X1_jump_above], [X1_fork_above]; for networks as outputs, as in B5, [X1_networks]).

    X2.  An algorithm gives an output and a flag, from the same coins.  Its flag is false if it is raised and the output
    is farther than alpha from the solutions.  If that has probability <= c on every member of a fork family, or on
    every input of a jump family, the flag is raised on the limit with probability <= 2 c ([X2_fork], [X2_jump]).

    Both are sharp, by coins.

    Idea.  X1: the flag is a solution map with values 1 and 0.  If a checker is better than a coin, its values near the
    limit are that on the limit, by the coupling of J ([flag_stays]); if that is 1, the algorithm itself contradicts J
    or K.  X2: a run that raises the flag on the limit is the same on two inputs, and on one of them the flag is false
    ([coupling_either]). *)

From Coq Require Import QArith Lqa Lia PeanoNat.
From Barriers Require Import Algorithms Probability Tapes Computation Sharpness.
From Barriers Require Import OrderedFields Archimedean Networks Minimisers Training.
Open Scope Q_scope.

(** ** The flag *)

(** "For infinitely many [n]." *)
Definition often (P : nat -> Prop) : Prop := forall N, exists n, (N <= n)%nat /\ P n.

(** [P(t halts with an output in G) <= c]. *)
Definition probability_at_most {M} (o : oracle) (G : M -> Prop) (c : Q) (t : algorithm M) : Prop :=
  forall m p, attains o G m t p -> p <= c.

Section Flag.
Context {M : Type}.
Implicit Types (o : oracle) (G : M -> Prop) (t : algorithm M).

(** Answered by [o], [t] halts with an output in [G], whatever its coins are. *)
Definition succeeds o G t : Prop := exists m, attains o G m t 1.

(** The flag as a solution map: [true] is 1, [false] is 0. *)
Definition flag o G t (said : bool) : Prop := if said then succeeds o G t else ~ succeeds o G t.

(** For a deterministic algorithm it is read off the run, on whatever tape. *)
Theorem X1_flag o G t w : deterministic t -> flag o G t true <-> exists x, gives w o t x /\ G x.
Proof.
  intros D. split.
  - intros [m A]. assert (P : 0 < 1) by lra. revert A P D. generalize 1. intros p A.
    induction A as [t p | x p Hx | a b p q r _ _ _ _ | k n next p _ _ IH]; intros P D; [lra | | inversion D |].
    + exists x. split; [apply gives_output; reflexivity | exact Hx].
    + inversion_clear D as [| ? ? ? D']. destruct (IH P (D' _)) as (x & R & Hx).
      exists x. split; [apply gives_read, R | exact Hx].
  - intros (x & (steps & read & R) & Hx). revert t read D R.
    induction steps as [| steps IH]; intros t read D R; [discriminate |].
    destruct D as [y | k n next D]; simpl in R.
    + injection R as -> _. exists O. constructor 2; [exact Hx | lra].
    + destruct (run steps w o (next (o k n))) as [[y r] |] eqn:E; [| discriminate]. injection R as -> _.
      destruct (IH _ r (D _) E) as [m A]. exists (Nat.max m n). constructor 4; [lia |].
      revert A. apply attains_weaken; [auto | lia].
Qed.

(** Where a checker is better than a coin the flag stays, near the limit, what it is on the limit. *)
Lemma flag_stays o G t (checker : algorithm bool) b :
  1 # 2 < b -> probability_at_least o (flag o G t) b checker ->
  exists m, forall o' G', agree m o o' -> probability_at_least o' (flag o' G' t) b checker ->
    (flag o G t true -> ~ flag o' G' t false) /\ (flag o G t false -> ~ flag o' G' t true).
Proof.
  intros L A. destruct (above_half o (flag o G t) checker b L A) as [m N]. exists m. intros o' G' Ag B.
  split; intros H H'; apply (N o' (flag o' G' t) Ag); auto; intros [|]; simpl in *; auto.
Qed.

(** X1, as far as it is the same for all families: what is right about iota_0 is wrong about iota_n for all large n. *)
Lemma X1_eventually (answers : nat -> oracle) (G : nat -> M -> Prop) t checker b :
  (forall m n, (m < n)%nat -> agree m (answers O) (answers n)) ->
  (forall x, G O x -> exists N, forall n, (N <= n)%nat -> ~ G n x) -> 1 # 2 < b ->
  (forall n, probability_at_least (answers n) (flag (answers n) (G n) t) b checker) ->
  flag (answers O) (G O) t false /\ exists N, forall n, (N <= n)%nat -> flag (answers n) (G n) t false.
Proof.
  intros Ag E L C. destruct (flag_stays _ _ t checker b L (C O)) as [m St].
  assert (R : flag (answers O) (G O) t false).
  { intros R. pose proof R as [m' A]. destruct (coupling_eventually _ _ G _ _ _ A E) as [N W].
    pose (n := S (Nat.max N (Nat.max m m'))).
    destruct (St _ _ (Ag m n ltac:(lia)) (C n)) as [Y _]. apply (Y R). intros [m'' A'].
    assert (1 + 1 <= 1); [| lra]. exact (W n ltac:(lia) _ _ _ (Ag m' n ltac:(lia)) A'). }
  split; [exact R |]. exists (S m). intros n Hn.
  destruct (St _ _ (Ag m n Hn) (C n)) as [_ N]. exact (N R).
Qed.

(** X1 is sharp: a coin says the flag with probability exactly 1/2, whatever it is. *)
Theorem X1_sharp o G t said : flag o G t said ->
  probability_at_least o (flag o G t) (1 # 2) (coin true false) /\
  probability_at_most o (flag o G t) (1 # 2) (coin true false).
Proof.
  intros H. split.
  - apply (attains_at_least o _ O), coin_succeeds. destruct said; auto.
  - intros m p. apply coin_exact. intros [Y N]. exact (N Y).
Qed.

(** An output with a flag that is raised, and one whose flag is false. *)
Definition raised (answer : M * bool) : Prop := snd answer = true.
Definition false_flag G (answer : M * bool) : Prop := raised answer /\ ~ G (fst answer).

(** X2 is sharp: a coin between two outputs with a flag that is always raised. *)
Theorem X2_sharp o G s1 s2 : G s1 \/ G s2 ->
  attains o raised O (coin (s1, true) (s2, true)) 1 /\
  probability_at_most o (false_flag G) (1 # 2) (coin (s1, true) (s2, true)).
Proof.
  intros H. split.
  - apply attains_flip with (p := 1) (q := 1); [constructor 2; [reflexivity | lra].. | lra].
  - intros m p. apply coin_exact. unfold false_flag. simpl. tauto.
Qed.

End Flag.

(** ** Jump families *)

Section Jump.
Context {M : Type} (d : metric M).
Variables (f : nat -> nat -> Q) (solutions : nat -> M -> Prop) (kappa alpha : Q).
Hypothesis solutions_apart : forall n, (1 <= n)%nat -> apart d kappa (solutions n) (solutions O).
Hypothesis alpha_small : 2 * alpha < kappa.

(** The flag of [t] on iota_n; and the flags that are false there. *)
Definition jump_flag (t : algorithm M) (n : nat) : bool -> Prop :=
  flag (jump_information f n) (accurate d alpha (solutions n)) t.
Definition jump_false (n : nat) : M * bool -> Prop := false_flag (accurate d alpha (solutions n)).

Lemma jump_agrees m n : (m <= n)%nat -> (1 <= n)%nat -> agree m (jump_information f O) (jump_information f n).
Proof. destruct n as [| n]; [lia |]. intros Hm _. apply (as_limit_agrees (f O) (f (S n)) (S n) m Hm). Qed.

Lemma jump_not_both n x : (1 <= n)%nat -> accurate d alpha (solutions O) x -> ~ accurate d alpha (solutions n) x.
Proof. intros Hn X0 X. exact (accurate_not_both d _ _ _ _ _ (solutions_apart n Hn) alpha_small X X0). Qed.

Theorem X1_jump_above t checker b : 1 # 2 < b ->
  (forall n, probability_at_least (jump_information f n) (jump_flag t n) b checker) ->
  jump_flag t O false /\ exists N, forall n, (N <= n)%nat -> jump_flag t n false.
Proof.
  intros L. apply X1_eventually; [| | exact L].
  - intros m n Hn. apply jump_agrees; lia.
  - intros x X0. exists 1%nat. intros n Hn. apply (jump_not_both n x Hn X0).
Qed.

Theorem X1_jump t checker b : jump_flag t O true \/ often (fun n => jump_flag t n true) ->
  (forall n, probability_at_least (jump_information f n) (jump_flag t n) b checker) -> b <= 1 # 2.
Proof.
  intros H C. apply Qnot_lt_le; intros L. destruct (X1_jump_above t checker b L C) as [R [N A]].
  destruct H as [H | H]; [exact (R H) |]. destruct (H N) as (n & Hn & R'). exact (A n Hn R').
Qed.

(** The exact inequality: a run that raises the flag on iota_0, reading levels [<= m], does so falsely there or on
    iota_n. *)
Theorem X2_jump_sum t m n h c0 c : (m <= n)%nat -> (1 <= n)%nat ->
  attains (jump_information f O) raised m t h ->
  probability_at_most (jump_information f O) (jump_false O) c0 t ->
  probability_at_most (jump_information f n) (jump_false n) c t -> h <= c0 + c.
Proof.
  intros Hm Hn A B0 B. apply Qnot_lt_le; intros L.
  apply (coupling_either _ (jump_information f O) (jump_information f n) _ (jump_false O) (jump_false n)
           _ _ _ A).
  - intros k l _. reflexivity.
  - apply (jump_agrees m n Hm Hn).
  - intros [x said] R [N0 N]. apply N0. split; [exact R |]. intros X0. apply N. split; [exact R |].
    apply (jump_not_both n x Hn X0).
  - intros p q P Q. apply B0 in P. apply B in Q. lra.
Qed.

Theorem X2_jump t h c : probability_at_least (jump_information f O) raised h t ->
  (forall n, probability_at_most (jump_information f n) (jump_false n) c t) -> h <= 2 * c.
Proof.
  intros A B. apply Qnot_lt_le; intros L. destruct (A ((1 # 2) * (h - 2 * c)) ltac:(lra)) as [m A'].
  pose proof (X2_jump_sum t m (S m) _ c c ltac:(lia) ltac:(lia) A' (B O) (B (S m))). lra.
Qed.

(** A flag that is never false is almost surely not raised on iota_0; one that is almost surely raised there is false
    with probability >= 1/2, in the supremum. *)
Corollary X2_jump_never t :
  (forall n, probability_at_most (jump_information f n) (jump_false n) 0 t) ->
  probability_at_most (jump_information f O) raised 0 t.
Proof. intros B m p A. apply attains_at_least in A. pose proof (X2_jump t p 0 A B). lra. Qed.

Corollary X2_jump_always t c : probability_at_least (jump_information f O) raised 1 t ->
  (forall n, probability_at_most (jump_information f n) (jump_false n) c t) -> 1 # 2 <= c.
Proof. intros A B. pose proof (X2_jump t 1 c A B). lra. Qed.

End Jump.

(** ** Fork families *)

Section Fork.
Context {M : Type} (d : metric M).
Variables (f : fork -> nat -> Q) (solutions : fork -> M -> Prop) (kappa alpha : Q) (first : nat).
Hypothesis solutions_apart : forall n n', (first <= n)%nat -> (first <= n')%nat ->
  apart d kappa (solutions (Member One n)) (solutions (Member Two n')).
Hypothesis alpha_small : 2 * alpha < kappa.

(** The flag of [t] on iota; and the flags that are false there. *)
Definition fork_flag (t : algorithm M) (iota : fork) : bool -> Prop :=
  flag (fork_information f iota) (accurate d alpha (solutions iota)) t.
Definition fork_false (iota : fork) : M * bool -> Prop := false_flag (accurate d alpha (solutions iota)).

Lemma fork_agrees i m n : (m <= n)%nat -> agree m (fork_information f Limit) (fork_information f (Member i n)).
Proof. apply as_limit_agrees. Qed.

Lemma fork_not_both n x : (first <= n)%nat -> accurate d alpha (solutions (Member One n)) x ->
  ~ accurate d alpha (solutions (Member Two n)) x.
Proof. intros Hn X1 X2. exact (accurate_not_both d _ _ _ _ _ (solutions_apart n n Hn Hn) alpha_small X1 X2). Qed.

(** Where [t] halts on iota_0, for all large n the flag is 0 on one of the two members. *)
Lemma one_flag_is_0 H t m n : attains (fork_information f Limit) H m t 1 -> (m <= n)%nat ->
  (first <= n)%nat -> ~ (fork_flag t (Member One n) true /\ fork_flag t (Member Two n) true).
Proof.
  intros A Hm Hn [[m1 A1] [m2 A2]]. assert (1 + 1 <= 2 - 1); [| lra].
  exact (coupling_two _ _ _ _ _ _ _ _ _ _ _ _ _ A (fork_agrees One m n Hm) (fork_agrees Two m n Hm)
           (fun x => fork_not_both n x Hn) A1 A2).
Qed.

Theorem X1_fork_above t checker b : 1 # 2 < b ->
  (forall iota, is_input first iota ->
     probability_at_least (fork_information f iota) (fork_flag t iota) b checker) ->
  fork_flag t Limit false /\
  exists N, (first <= N)%nat /\ forall i n, (N <= n)%nat -> fork_flag t (Member i n) false.
Proof.
  intros L C. destruct (flag_stays _ _ t checker b L (C Limit I)) as [m St].
  assert (R : fork_flag t Limit false).
  { intros R. pose proof R as [m' A]. pose (n := Nat.max (Nat.max m m') first).
    assert (E : forall i, ~ fork_flag t (Member i n) false).
    { intros i. apply (St _ _ (fork_agrees i m n ltac:(lia)) (C (Member i n) ltac:(simpl; lia))), R. }
    apply (E One). intros H1. apply (E Two). intros H2.
    apply (one_flag_is_0 _ t m' n A ltac:(lia) ltac:(lia)). split; assumption. }
  split; [exact R |]. exists (Nat.max m first). split; [lia |]. intros i n Hn.
  destruct (St _ _ (fork_agrees i m n ltac:(lia)) (C (Member i n) ltac:(simpl; lia))) as [_ N]. exact (N R).
Qed.

Theorem X1_fork t checker b :
  fork_flag t Limit true \/ often (fun n => exists i, fork_flag t (Member i n) true) ->
  (forall iota, is_input first iota ->
     probability_at_least (fork_information f iota) (fork_flag t iota) b checker) -> b <= 1 # 2.
Proof.
  intros H C. apply Qnot_lt_le; intros L. destruct (X1_fork_above t checker b L C) as [R [N [_ A]]].
  destruct H as [H | H]; [exact (R H) |]. destruct (H N) as (n & Hn & i & R'). exact (A i n Hn R').
Qed.

(** The exact inequality: a run that raises the flag on iota_0, reading levels [<= m], does so falsely on iota^1_n or
    on iota^2_n. *)
Theorem X2_fork_sum t m n h c1 c2 : (m <= n)%nat -> (first <= n)%nat ->
  attains (fork_information f Limit) raised m t h ->
  probability_at_most (fork_information f (Member One n)) (fork_false (Member One n)) c1 t ->
  probability_at_most (fork_information f (Member Two n)) (fork_false (Member Two n)) c2 t -> h <= c1 + c2.
Proof.
  intros Hm Hn A B1 B2. apply Qnot_lt_le; intros L.
  apply (coupling_either _ _ _ _ (fork_false (Member One n)) (fork_false (Member Two n)) _ _ _ A
           (fork_agrees One m n Hm) (fork_agrees Two m n Hm)).
  - intros [x said] R [N1 N2]. apply N1. split; [exact R |]. intros X1. apply N2. split; [exact R |].
    apply (fork_not_both n x Hn X1).
  - intros p q P Q. apply B1 in P. apply B2 in Q. lra.
Qed.

Theorem X2_fork t h c : probability_at_least (fork_information f Limit) raised h t ->
  (forall i n, (first <= n)%nat ->
     probability_at_most (fork_information f (Member i n)) (fork_false (Member i n)) c t) -> h <= 2 * c.
Proof.
  intros A B. apply Qnot_lt_le; intros L. destruct (A ((1 # 2) * (h - 2 * c)) ltac:(lra)) as [m A'].
  pose (n := Nat.max m first).
  pose proof (X2_fork_sum t m n _ c c ltac:(lia) ltac:(lia) A' (B One n ltac:(lia)) (B Two n ltac:(lia))). lra.
Qed.

Corollary X2_fork_never t :
  (forall i n, (first <= n)%nat ->
     probability_at_most (fork_information f (Member i n)) (fork_false (Member i n)) 0 t) ->
  probability_at_most (fork_information f Limit) raised 0 t.
Proof. intros B m p A. apply attains_at_least in A. pose proof (X2_fork t p 0 A B). lra. Qed.

Corollary X2_fork_always t c : probability_at_least (fork_information f Limit) raised 1 t ->
  (forall i n, (first <= n)%nat ->
     probability_at_most (fork_information f (Member i n)) (fork_false (Member i n)) c t) -> 1 # 2 <= c.
Proof. intros A B. pose proof (X2_fork t 1 c A B). lra. Qed.

End Fork.

(** ** Networks as outputs, as in B5 *)

Section Networks.
Variables (d : nat) (N : list nat) (a close epshat : Q) (r : nat) (R : cost Q_archimedean).
Hypothesis d_range : (2 <= d)%nat.
Hypothesis a_range : 1 # 2 <= a <= 1.
Hypothesis r_large : (P N + 2 <= r)%nat.
Hypothesis epshat_nonneg : 0 <= epshat.
Hypothesis R_cost : cost_function_within r close epshat R.

(** The flag of [t] on T_{delta_n}. *)
Definition network_flag (alpha : Q) (t : algorithm (architecture d N)) (n : nat) : bool -> Prop :=
  flag (information d a r n) (network_accurate d N a epshat r R alpha n) t.

Theorem X1_networks alpha t checker b : alpha < kappa close -> 1 # 2 < b ->
  (forall n, probability_at_least (information d a r n) (network_flag alpha t n) b checker) ->
  network_flag alpha t O false /\ exists n0, forall n, (n0 <= n)%nat -> network_flag alpha t n false.
Proof.
  intros A L. apply X1_eventually; [| | exact L].
  - intros m [| n] Hn; [lia |]. apply (as_limit_agrees _ _ (S n) m). lia.
  - intros phi _. apply (eventually_wrong d N a close epshat r R); assumption.
Qed.

End Networks.
