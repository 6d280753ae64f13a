(** * Probability spaces over an ordered field

    Informally.  A probability space is a set of outcomes of which some subsets, the events, have a probability.  Of it
    only this is used: the probability is monotone, finitely additive and continuous from below.  Countable unions need
    not be events, and an event that is one in two ways has one probability by monotonicity.

    [Pr P A p] says that A is an event and has the probability p.  A relation, and not a function to the field, because
    without excluded middle no function on subsets tells the certain one from the empty one.  Additivity is stated as
    P(A) = P(A and B) + P(A and not B), which needs no excluded middle to be used.  The probability spaces of measure
    theory are those over the reals in which [Pr P A p] is "A is measurable and P(A) = p".

    [at_least S A p], "A contains an event of probability at least p", speaks of the inner probability of A; for events
    it is the probability ([at_least_event]).  So it makes sense for every A, and only where continuity is used must
    something be known to be an event ([at_least_limit]). *)

From Coq Require Import QArith Lia PeanoNat.
From Barriers Require Import OrderedFields.
Open Scope field_scope.

Record probability_space (F : ordered_field) := {
  outcome : Type;
  Pr : (outcome -> Prop) -> F -> Prop;
  Pr_all : Pr (fun _ => True) 1;
  Pr_monotone : forall A B p q, Pr A p -> Pr B q -> (forall w, A w -> B w) -> p <= q;
  Pr_split : forall A B p q, Pr A p -> Pr B q -> exists r s,
    Pr (fun w => A w /\ B w) r /\ Pr (fun w => A w /\ ~ B w) s /\ p == r + s;
  Pr_continuous : forall (A : nat -> outcome -> Prop) B p,
    (forall n, exists q, Pr (A n) q) -> (forall n w, A n w -> A (S n) w) ->
    Pr B p -> (forall w, B w <-> exists n, A n w) ->
    forall e, 0 < e -> exists n q, Pr (A n) q /\ p - e < q
}.
Arguments outcome {F} _.
Arguments Pr {F} _ _ _.

Section Space.
Context {F : ordered_field} (P : probability_space F).
Implicit Types (A B C : outcome P -> Prop) (p q h c e : F).

Definition event A : Prop := exists p, Pr P A p.

(** The inner probability of A is at least p; it is at most c. *)
Definition at_least A p : Prop := exists B q, Pr P B q /\ (forall w, B w -> A w) /\ p <= q.
Definition at_most A c : Prop := forall p, at_least A p -> p <= c.

Lemma at_least_event A p q : Pr P A q -> at_least A p <-> p <= q.
Proof.
  intros E. split.
  - intros (B & r & B1 & B2 & B3). apply (le_trans _ r _ B3). apply (Pr_monotone F P B A r q B1 E B2).
  - intros L. exists A, q. auto.
Qed.

Lemma at_least_within A B p q : (forall w, A w -> B w) -> q <= p -> at_least A p -> at_least B q.
Proof. intros I L (C & r & C1 & C2 & C3). exists C, r. split; [exact C1 |]. split; [auto | fra]. Qed.

Lemma Pr_complement A p : Pr P A p -> exists s, Pr P (fun w => True /\ ~ A w) s /\ s == 1 - p.
Proof.
  intros E. destruct (Pr_split F P _ _ _ _ (Pr_all F P) E) as (r & s & R & C & X). exists s. split; [exact C |].
  assert (p <= r) by (apply (Pr_monotone F P _ _ _ _ E R); tauto).
  assert (r <= p) by (apply (Pr_monotone F P _ _ _ _ R E); tauto). fra.
Qed.

(** Nothing has no probability, and nothing has more than 1. *)
Lemma at_least_none A p : (forall w, ~ A w) -> at_least A p -> p <= 0.
Proof.
  intros N (B & q & B1 & B2 & B3). destruct (Pr_complement _ _ (Pr_all F P)) as (s & C & X).
  assert (q <= s); [| fra]. apply (Pr_monotone F P _ _ _ _ B1 C). intros w W. destruct (N w (B2 w W)).
Qed.

Lemma at_least_one A p : at_least A p -> p <= 1.
Proof.
  intros (B & q & B1 & _ & B3). assert (q <= 1); [| fra]. apply (Pr_monotone F P _ _ _ _ B1 (Pr_all F P)). auto.
Qed.

(** Two events of probabilities p and q have p + q - 1 in common. *)
Lemma at_least_both A B p q : at_least A p -> at_least B q -> at_least (fun w => A w /\ B w) (p + q - 1).
Proof.
  intros (A' & a & A1 & A2 & A3) (B' & b & B1 & B2 & B3).
  destruct (Pr_split F P _ _ _ _ A1 B1) as (r & s & R & T & X). destruct (Pr_complement _ _ B1) as (c & C & Y).
  exists (fun w => A' w /\ B' w), r. split; [exact R |]. split; [intros w [U V]; auto |].
  assert (s <= c); [| fra]. apply (Pr_monotone F P _ _ _ _ T C). intros w [_ N]. auto.
Qed.

(** So two that exclude each other share the probability 1; and three of which not all hold share 2. *)
Lemma at_least_disjoint A B p q : (forall w, A w -> B w -> False) -> at_least A p -> at_least B q -> p + q <= 1.
Proof.
  intros D U V. pose proof (at_least_none _ _ (fun w H => D w (proj1 H) (proj2 H)) (at_least_both A B p q U V)). fra.
Qed.

Lemma at_least_three A B C p q h : (forall w, A w -> B w -> C w -> False) ->
  at_least A p -> at_least B q -> at_least C h -> p + q <= $2 - h.
Proof.
  intros D U V H. assert (p + q - 1 + h <= 1); [| fra].
  apply (at_least_disjoint (fun w => A w /\ B w) C); [| apply at_least_both; assumption | exact H].
  intros w [Aw Bw]. apply (D w Aw Bw).
Qed.

(** An event divides the probability of A. *)
Lemma at_least_split A B p : event B -> at_least A p -> exists q r,
  at_least (fun w => A w /\ B w) q /\ at_least (fun w => A w /\ ~ B w) r /\ p <= q + r.
Proof.
  intros [b E] (A' & a & A1 & A2 & A3). destruct (Pr_split F P _ _ _ _ A1 E) as (r & s & R & T & X). exists r, s.
  split; [exists (fun w => A' w /\ B w), r | split; [exists (fun w => A' w /\ ~ B w), s |]].
  - split; [exact R |]. split; [intros w [U V]; auto | fra].
  - split; [exact T |]. split; [intros w [U V]; auto | fra].
  - fra.
Qed.

(** Continuity from below, for increasing events and any probability that their union contains. *)
Lemma at_least_limit (A : nat -> outcome P -> Prop) p e :
  (forall n, event (A n)) -> (forall n w, A n w -> A (S n) w) ->
  at_least (fun w => exists n, A n w) p -> 0 < e -> exists n, at_least (A n) (p - e).
Proof.
  intros E I (B & q & B1 & B2 & B3) He.
  destruct (Pr_continuous F P (fun n w => B w /\ A n w) B q) with (e := e) as (n & r & R & L); auto.
  - intros n. destruct (E n) as [a En]. destruct (Pr_split F P _ _ _ _ B1 En) as (r & _ & R & _). exists r. exact R.
  - intros n w [U V]. auto.
  - intros w. split; [intros U; destruct (B2 w U) as [n V]; exists n; auto | intros [n [U _]]; exact U].
  - exists n, (fun w => B w /\ A n w), r. split; [exact R |]. split; [intros w [_ V]; exact V | fra].
Qed.

End Space.
