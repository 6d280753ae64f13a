(** * J, K, W, X1, X2 for general algorithms, over any probability space

    Informally.  A general algorithm takes the answers about an input and halts with an output and a finite set of
    readings, or never halts.  All that is asked, of the answers that occur: the output is one, and answers that are the
    same at these readings give the same.  There is no order of reading, no tree, nothing is computed.  A randomised
    general algorithm is a family of these indexed by the outcomes of a probability space; nothing is asked of how an
    outcome acts.

    The bounds of J, K, W, X1 and X2 hold, over every ordered field of probabilities, if it is an event that the
    algorithm halts on the limit as it should, having read levels [<= m]; success itself is an event then
    if countable unions are, and if not the bounds hold for inner probabilities.  W asks for no event at all.

    Idea.  On one outcome, a run on the limit that reads levels [<= m] is the run on every member that is answered alike
    up to level m ([same_end]), and its output is not right about both.  So two or three events exclude each other
    ([at_least_disjoint], [at_least_three]).  As m grows the events on the limit have almost all of the probability, by
    continuity from below ([ends_by_some_level]). *)

From Coq Require Import QArith Lia PeanoNat List.
From Barriers Require Import OrderedFields ProbabilitySpaces Algorithms.
Import ListNotations.
Open Scope field_scope.

(** ** General algorithms *)

(** [D o]: the answers [o] are those about an input.  [halts A w o x read]: on the outcome [w], answered by [o], the
    algorithm halts with the output [x]; [read] lists the readings, evaluation and level, on which this rests. *)
Record general_algorithm (D : oracle -> Prop) (W M : Type) := {
  halts : W -> oracle -> M -> list (nat * nat) -> Prop;
  halts_once : forall w o x y read read', D o -> halts w o x read -> halts w o y read' -> x = y;
  halts_alike : forall w o o' x read, D o -> D o' -> (forall k n, In (k, n) read -> o k n = o' k n) ->
    halts w o x read -> halts w o' x read
}.
Arguments halts {D W M} _ _ _ _ _.

(** The answers that an information gives about the inputs [iota] with [I iota]. *)
Definition given {Omega} (information : Omega -> oracle) (I : Omega -> Prop) (o : oracle) : Prop :=
  exists iota, I iota /\ o = information iota.

(** An algorithm for more answers is one for fewer. *)
Definition restricted {D D' : oracle -> Prop} {W M} (A : general_algorithm D W M) (H : forall o, D' o -> D o) :
    general_algorithm D' W M :=
  {| halts := halts A;
     halts_once := fun w o x y read read' O => halts_once D W M A w o x y read read' (H o O);
     halts_alike := fun w o o' x read O O' => halts_alike D W M A w o o' x read (H o O) (H o' O') |}.

Section Ends.
Context {D : oracle -> Prop} {W M : Type}.
Implicit Types (A : general_algorithm D W M) (o : oracle) (G H : M -> Prop) (w : W) (m : nat).

Definition levels (m : nat) (read : list (nat * nat)) : Prop := forall k n, In (k, n) read -> (n <= m)%nat.

(** The outcomes on which the algorithm halts with an output in [G]; the same, from readings of levels [<= m]. *)
Definition ends A o G w : Prop := exists x read, halts A w o x read /\ G x.
Definition ends_by m A o G w : Prop := exists x read, halts A w o x read /\ G x /\ levels m read.

(** It reads levels [<= m] only, when it is answered by [o]. *)
Definition reads_levels m A o : Prop := forall w x read, halts A w o x read -> levels m read.

Lemma some_level read : exists m, levels m read.
Proof.
  induction read as [| [k n] read [m H]]; [exists O; intros k n [] |].
  exists (Nat.max m n). intros k' n' [E | I]; [injection E as <- <-; lia | specialize (H k' n' I); lia].
Qed.

Lemma ends_by_ends m A o G w : ends_by m A o G w -> ends A o G w.
Proof. intros (x & r & E & Gx & _). exists x, r. auto. Qed.

Lemma ends_by_more m m' A o G w : (m <= m')%nat -> ends_by m A o G w -> ends_by m' A o G w.
Proof. intros L (x & r & E & Gx & B). exists x, r. repeat split; auto. intros k n I. specialize (B k n I). lia. Qed.

Lemma ends_weaken A o G H w : (forall x, G x -> H x) -> ends A o G w -> ends A o H w.
Proof. intros I (x & r & E & Gx). exists x, r. auto. Qed.

(** Outcome by outcome: what rests on levels [<= m] is the same where the answers are the same up to level [m], and is
    all that happens there. *)
Lemma same_end m A o o' w x read : D o -> D o' -> agree m o o' -> levels m read ->
  halts A w o x read -> halts A w o' x read.
Proof.
  intros O O' Ag L E. apply (halts_alike _ _ _ A w o); [exact O | exact O' | | exact E].
  intros k n I. apply Ag, (L k n I).
Qed.

Lemma not_both m A o o' H G w : D o -> D o' -> agree m o o' -> (forall x, H x -> G x -> False) ->
  ends_by m A o H w -> ends A o' G w -> False.
Proof.
  intros O O' Ag N (x & r & E & Hx & L) (y & r' & E' & Gy).
  rewrite (halts_once _ _ _ A w o' y x r' r O' E' (same_end m A o o' w x r O O' Ag L E)) in Gy. exact (N x Hx Gy).
Qed.

Lemma not_all_three m A o o1 o2 G1 G2 w : D o -> D o1 -> D o2 -> agree m o o1 -> agree m o o2 ->
  (forall x, G1 x -> G2 x -> False) ->
  ends A o1 G1 w -> ends A o2 G2 w -> ends_by m A o (fun _ => True) w -> False.
Proof.
  intros O O1 O2 Ag1 Ag2 N (x & r1 & E1 & X) (y & r2 & E2 & Y) (z & r & E & _ & L).
  rewrite (halts_once _ _ _ A w o1 x z r1 r O1 E1 (same_end m A o o1 w z r O O1 Ag1 L E)) in X.
  rewrite (halts_once _ _ _ A w o2 y z r2 r O2 E2 (same_end m A o o2 w z r O O2 Ag2 L E)) in Y. exact (N z X Y).
Qed.

End Ends.

(** ** The exact inequalities *)

Section Sums.
Context {F : ordered_field} (P : probability_space F) {D : oracle -> Prop} {M : Type}.
Implicit Types (A : general_algorithm D (outcome P) M) (o : oracle) (G H : M -> Prop) (m : nat) (b c e p q h : F).

(** Continuity from below, for the readings. *)
Lemma ends_by_some_level A o G b e : (forall m, event P (ends_by m A o G)) -> at_least P (ends A o G) b -> 0 < e ->
  exists m, at_least P (ends_by m A o G) (b - e).
Proof.
  intros E B He. apply (at_least_limit P (fun m => ends_by m A o G) b e E); [| | exact He].
  - intros m w. apply ends_by_more. lia.
  - revert B. apply at_least_within; [| apply le_refl]. intros w (x & r & X & Gx).
    destruct (some_level r) as [m L]. exists m, x, r. auto.
Qed.

(** J: what is right about one input, from levels [<= m], is not right about another with the same answers there. *)
Theorem J_general_sum A o o' H G m p q : D o -> D o' -> agree m o o' -> (forall x, H x -> G x -> False) ->
  at_least P (ends_by m A o H) p -> at_least P (ends A o' G) q -> p + q <= 1.
Proof. intros O O' Ag N. apply at_least_disjoint. intros w. apply (not_both m A o o' H G w O O' Ag N). Qed.

(** K: P_1 + P_2 <= 2 - P(halts on the limit, from levels <= m). *)
Theorem K_general_sum A o o1 o2 G1 G2 m p q h : D o -> D o1 -> D o2 -> agree m o o1 -> agree m o o2 ->
  (forall x, G1 x -> G2 x -> False) ->
  at_least P (ends A o1 G1) p -> at_least P (ends A o2 G2) q -> at_least P (ends_by m A o (fun _ => True)) h ->
  p + q <= $2 - h.
Proof.
  intros O O1 O2 Ag1 Ag2 N. apply at_least_three. intros w.
  apply (not_all_three m A o o1 o2 G1 G2 w O O1 O2 Ag1 Ag2 N).
Qed.

(** W: P_1 + P_2 <= 1. *)
Theorem W_general_sum A o1 o2 G1 G2 m p q : D o1 -> D o2 -> agree m o1 o2 -> (forall x, G1 x -> G2 x -> False) ->
  reads_levels m A o1 -> at_least P (ends A o1 G1) p -> at_least P (ends A o2 G2) q -> p + q <= 1.
Proof.
  intros O1 O2 Ag N R. apply at_least_disjoint. intros w (x & r & E & X).
  apply (not_both m A o1 o2 G1 G2 w O1 O2 Ag N).
  exists x, r. split; [exact E |]. split; [exact X | apply (R w x r E)].
Qed.

(** X2: what happens on the limit, from levels [<= m], happens on two members, and is in [G1] on the one
    or in [G2] on the other. *)
Theorem X2_general_sum A o o1 o2 H G1 G2 m h c1 c2 : D o -> D o1 -> D o2 -> agree m o o1 -> agree m o o2 ->
  (forall x, H x -> ~ G1 x -> G2 x) -> event P (ends A o1 G1) ->
  at_least P (ends_by m A o H) h -> at_most P (ends A o1 G1) c1 -> at_most P (ends A o2 G2) c2 -> h <= c1 + c2.
Proof.
  intros O O1 O2 Ag1 Ag2 N E Hh B1 B2. destruct (at_least_split P _ _ _ E Hh) as (q & r & Q & R & L).
  assert (q <= c1) by (apply B1; revert Q; apply at_least_within; [tauto | apply le_refl]).
  assert (r <= c2); [| fra].
  apply B2. revert R. apply at_least_within; [| apply le_refl]. intros w [(x & read & X & Hx & Lx) N1].
  exists x, read. split; [apply (same_end m A o o2 w x read O O2 Ag2 Lx X) |]. apply N; [exact Hx |]. intros X1.
  apply N1. exists x, read. split; [apply (same_end m A o o1 w x read O O1 Ag1 Lx X) | exact X1].
Qed.

(** What is right with probability > 1/2 is not so where, up to some level, the answers are the same and the outputs
    that are right are others. *)
Lemma general_above_half A o H b : D o -> (forall m, event P (ends_by m A o H)) -> $(1 # 2) < b ->
  at_least P (ends A o H) b ->
  exists m, forall o' G, D o' -> agree m o o' -> (forall x, H x -> G x -> False) -> ~ at_least P (ends A o' G) b.
Proof.
  intros O E L B. destruct (ends_by_some_level A o H b (b - $(1 # 2)) E B) as [m Bm]; [fra |]. exists m.
  intros o' G O' Ag N C. pose proof (J_general_sum A o o' H G m _ _ O O' Ag N Bm C). fra.
Qed.

End Sums.

(** ** Jump families *)

(** What is known of the families: answers that are those of the limit up to the index, and outputs that are not right
    about the limit and a member. *)
Section Jump.
Context {F : ordered_field} (P : probability_space F) {D : oracle -> Prop} {M : Type}.
Variables (answers : nat -> oracle) (right : nat -> M -> Prop).
Hypothesis answers_occur : forall n, D (answers n).
Hypothesis answered_alike : forall m n, (m < n)%nat -> agree m (answers O) (answers n).
Hypothesis right_not_both : forall n x, (1 <= n)%nat -> right O x -> right n x -> False.

Lemma jump_half (A : general_algorithm D (outcome P) M) b :
  (forall m, event P (ends_by m A (answers O) (right O))) ->
  (forall n, at_least P (ends A (answers n) (right n)) b) -> b <= $(1 # 2).
Proof.
  intros E B. destruct (lt_le_dec ($(1 # 2)) b) as [L |]; [| assumption].
  destruct (general_above_half P A _ _ b (answers_occur O) E L (B O)) as [m N].
  destruct (N (answers (S m)) (right (S m)) (answers_occur _) (answered_alike m (S m) ltac:(lia))); [| apply B].
  intros x. apply right_not_both. lia.
Qed.

(** Outcome by outcome: a run on iota_0 from levels [<= n] is the run on iota_{n+1}, and not right about both. *)
Lemma jump_outcome (A : general_algorithm D (outcome P) M) n w x read :
  halts A w (answers O) x read -> levels n read ->
  halts A w (answers (S n)) x read /\ ~ (right O x /\ right (S n) x).
Proof.
  intros E L. split; [apply (same_end n A (answers O)); auto |].
  intros [X0 X]. apply (right_not_both (S n) x ltac:(lia) X0 X).
Qed.

Lemma jump_false_flags (A : general_algorithm D (outcome P) (M * bool)) h c :
  let raised n := ends A (answers n) (fun y => snd y = true) in
  let raised_falsely n := ends A (answers n) (fun y => snd y = true /\ ~ right n (fst y)) in
  (forall m, event P (ends_by m A (answers O) (fun y => snd y = true))) -> event P (raised_falsely O) ->
  at_least P (raised O) h -> (forall n, at_most P (raised_falsely n) c) -> h <= $2 * c.
Proof.
  intros raised raised_falsely E Ev Hh C. destruct (lt_le_dec ($2 * c) h) as [L |]; [| assumption]. exfalso.
  destruct (ends_by_some_level P A _ _ h ($(1 # 2) * (h - (c + c))) E Hh) as [k Hk]; [fra |].
  assert (h - $(1 # 2) * (h - (c + c)) <= c + c); [| fra].
  apply (X2_general_sum P A (answers O) (answers O) (answers (S k)) (fun y => snd y = true)
    (fun y => snd y = true /\ ~ right O (fst y)) (fun y => snd y = true /\ ~ right (S k) (fst y)) k); auto.
  - intros i l _. reflexivity.
  - intros y R N. split; [exact R |]. intros Y. apply N. split; [exact R |]. intros Y0.
    apply (right_not_both (S k) (fst y) ltac:(lia) Y0 Y).
  - apply (C O).
  - apply (C (S k)).
Qed.

End Jump.

(** ** Flags *)

(** "For infinitely many [n]." *)
Definition infinitely_often (Q : nat -> Prop) : Prop := forall N, exists n, (N <= n)%nat /\ Q n.

(** A deterministic general algorithm is one over a single outcome.  Its flag: 1 if it halts with an output in [G]. *)
Definition general_flag {D M} (t : general_algorithm D unit M) (o : oracle) (G : M -> Prop) (said : bool) : Prop :=
  if said then ends t o G tt else ~ ends t o G tt.

Section Flags.
Context {F : ordered_field} (P : probability_space F) {D : oracle -> Prop} {M : Type}.
Variables (answers : nat -> oracle) (right : nat -> M -> Prop) (t : general_algorithm D unit M).
Variable E : general_algorithm D (outcome P) bool.
Hypothesis answers_occur : forall n, D (answers n).
Hypothesis answered_alike : forall m n, (m < n)%nat -> agree m (answers O) (answers n).
Let flag n := general_flag t (answers n) (right n).
Hypothesis checked : forall m, event P (ends_by m E (answers O) (flag O)).

(** X1, as far as it is the same for all families: what is right about iota_0 is wrong about iota_n for all large n. *)
Lemma flags_above b : (forall x, right O x -> exists N, forall n, (N <= n)%nat -> ~ right n x) ->
  $(1 # 2) < b -> (forall n, at_least P (ends E (answers n) (flag n)) b) ->
  flag O false /\ exists N, forall n, (N <= n)%nat -> flag n false.
Proof.
  intros Ev L C. destruct (general_above_half P E _ _ b (answers_occur O) checked L (C O)) as [m St].
  assert (R : flag O false).
  { intros (x & r & X & Rx). destruct (some_level r) as [m' Lr]. destruct (Ev x Rx) as [N W].
    pose (n := S (Nat.max N (Nat.max m m'))).
    apply (St (answers n) (flag n)); [apply answers_occur | apply answered_alike; lia | | apply C].
    intros [|] Y0 Y; [| apply Y0; exists x, r; auto].
    destruct Y as (y & r' & Y & Ry). assert (X' : halts t tt (answers n) x r).
    { apply (same_end m' t (answers O)); auto. apply answered_alike. lia. }
    rewrite (halts_once _ _ _ t tt _ y x r' r (answers_occur n) Y X') in Ry. apply (W n ltac:(lia) Ry). }
  split; [exact R |]. exists (S m). intros n Hn Y.
  apply (St (answers n) (flag n)); [apply answers_occur | apply answered_alike; lia | | apply C].
  intros [|] Z0 Z; [exact (R Z0) | exact (Z Y)].
Qed.

Lemma jump_flags b : (forall n x, (1 <= n)%nat -> right O x -> right n x -> False) ->
  flag O true \/ infinitely_often (fun n => flag n true) ->
  (forall n, at_least P (ends E (answers n) (flag n)) b) -> b <= $(1 # 2).
Proof.
  intros N H C. destruct (lt_le_dec ($(1 # 2)) b) as [L |]; [| assumption]. exfalso.
  destruct (flags_above b) as [R [k A]]; auto.
  - intros x X. exists 1%nat. intros n Hn Y. exact (N n x Hn X Y).
  - destruct H as [H | H]; [exact (R H) |]. destruct (H k) as (n & Hn & Y). exact (A n Hn Y).
Qed.

End Flags.
