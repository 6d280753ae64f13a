(** * The probabilities of Algorithms.v are the usual ones

    Informally.  A run of an algorithm is determined by the answers and by a tape of fair bits.  The probability that
    it halts within [d] steps with an output in a (decidable) set is the proportion of tapes, of [d] or more bits, on
    which it does; it grows with [d], and the probability of halting with such an output is its limit.

    [probability_by_tapes]: the probability computed along the finite tree [prune d t], the first [d] steps, is the mean
    over all tapes.  [attains_truncation], [truncation_attains]: [attains ... t p] for some bound on the levels holds if
    and only if [p] is at most the probability of some truncation ([p > 0]).  Hence the exact inequalities of J, K, W
    hold for every truncation ([J_truncations], [K_truncations]) and for finite trees, and, tape by tape, the runs on
    two oracles that agree up to the levels read are the same ([same_run]).

    Idea.  Induction on [d], and on the finite part of the tree that [attains] shows. *)

From Coq Require Import QArith Lqa Lia PeanoNat List.
From Barriers Require Import Algorithms.
Import ListNotations.
Open Scope Q_scope.

(** ** Finite trees *)

Inductive tree (M : Type) : Type :=
  | Ret (x : M)
  | Diverge
  | Toss (heads tails : tree M)
  | Query (k n : nat) (next : Q -> tree M).
Arguments Ret {M} x.
Arguments Diverge {M}.
Arguments Toss {M} heads tails.
Arguments Query {M} k n next.

(** The exact probability that the tree, answered by [o], returns an output that passes the test [g]. *)
Fixpoint probability {M} (o : oracle) (g : M -> bool) (t : tree M) : Q :=
  match t with
  | Ret x => if g x then 1 else 0
  | Diverge => 0
  | Toss a b => (1 # 2) * (probability o g a + probability o g b)
  | Query k n next => probability o g (next (o k n))
  end.

(** The first [d] steps of an algorithm. *)
Fixpoint prune {M} (d : nat) (t : algorithm M) : tree M :=
  match d, t with
  | O, _ => Diverge
  | S d, Output x => Ret x
  | S d, Flip a b => Toss (prune d a) (prune d b)
  | S d, Read k n next => Query k n (fun v => prune d (next v))
  end.

(** An algorithm that never halts, and finite trees as algorithms. *)
CoFixpoint never {M} : algorithm M := Flip never never.

Fixpoint embed {M} (t : tree M) : algorithm M :=
  match t with
  | Ret x => Output x
  | Diverge => never
  | Toss a b => Flip (embed a) (embed b)
  | Query k n next => Read k n (fun v => embed (next v))
  end.

(** The highest level that a finite tree reads when it is answered by [o], on whatever coins. *)
Fixpoint level {M} (o : oracle) (t : tree M) : nat :=
  match t with
  | Ret _ | Diverge => O
  | Toss a b => Nat.max (level o a) (level o b)
  | Query k n next => Nat.max n (level o (next (o k n)))
  end.

Section Trees.
Context {M : Type}.
Implicit Types (o : oracle) (g : M -> bool) (G : M -> Prop) (d m : nat) (p q : Q).

Lemma probability_range o g (t : tree M) : 0 <= probability o g t <= 1.
Proof. induction t; simpl; [destruct (g x); lra | lra | lra | auto]. Qed.

Lemma truncations_grow o g d : forall d' (t : algorithm M), (d <= d')%nat ->
  probability o g (prune d t) <= probability o g (prune d' t).
Proof.
  induction d as [| d IH]; intros d' t L; [apply probability_range |].
  destruct d' as [| d']; [lia |]. assert (L' : (d <= d')%nat) by lia.
  destruct t as [x | a b | k n next]; simpl; [lra | | apply IH, L'].
  pose proof (IH d' a L'). pose proof (IH d' b L'). lra.
Qed.

(** What [attains] shows, a truncation has. *)
Lemma attains_truncation o G g m (t : algorithm M) p : (forall x, G x -> g x = true) ->
  attains o G m t p -> exists d, p <= probability o g (prune d t).
Proof.
  intros E A. induction A as [t p | x p Gx | a b p q r _ [d1 H1] _ [d2 H2] | k n next p _ _ [d H]].
  - exists O. exact H.
  - exists 1%nat. simpl. rewrite (E x Gx). assumption.
  - exists (S (Nat.max d1 d2)). simpl.
    pose proof (truncations_grow o g d1 (Nat.max d1 d2) a (Nat.le_max_l _ _)).
    pose proof (truncations_grow o g d2 (Nat.max d1 d2) b (Nat.le_max_r _ _)). lra.
  - exists (S d). exact H.
Qed.

Lemma tree_attains o G g (t : tree M) : (forall x, g x = true -> G x) ->
  attains o G (level o t) (embed t) (probability o g t).
Proof.
  intros E. induction t as [x | | a A b B | k n next IH]; simpl.
  - destruct (g x) eqn:H; [constructor 2; [auto | lra] | constructor 1; lra].
  - constructor 1; lra.
  - apply attains_flip with (p := probability o g a) (q := probability o g b); [| | lra].
    + revert A. apply attains_weaken; [auto | lia].
    + revert B. apply attains_weaken; [auto | lia].
  - constructor 4; [lia |]. specialize (IH (o k n)). revert IH. apply attains_weaken; [auto | lia].
Qed.

(** What a truncation has, the algorithm attains, reading the levels that the truncation reads. *)
Lemma truncation_attains o G g d (t : algorithm M) : (forall x, g x = true -> G x) ->
  attains o G (level o (prune d t)) t (probability o g (prune d t)).
Proof.
  intros E. revert t. induction d as [| d IH]; intros t; [constructor 1; simpl; lra |].
  destruct t as [x | a b | k n next]; simpl.
  - destruct (g x) eqn:H; [constructor 2; [auto | lra] | constructor 1; lra].
  - apply attains_flip with (p := probability o g (prune d a)) (q := probability o g (prune d b)); [| | lra].
    + eapply attains_weaken; [| | apply IH]; [auto | lia].
    + eapply attains_weaken; [| | apply IH]; [auto | lia].
  - constructor 4; [lia |]. eapply attains_weaken; [| | apply IH]; [auto | lia].
Qed.

(** The probability of an event is the supremum, and the limit, of those of the truncations. *)
Theorem probability_at_least_truncations o G g b (t : algorithm M) : (forall x, G x <-> g x = true) ->
  probability_at_least o G b t <-> forall e, 0 < e -> exists d, forall d', (d <= d')%nat ->
    b - e <= probability o g (prune d' t).
Proof.
  intros E. split; intros H e He; destruct (H e He) as [m A].
  - destruct (attains_truncation o G g m t _ (fun x => proj1 (E x)) A) as [d Hd]. exists d. intros d' L.
    pose proof (truncations_grow o g d d' t L). lra.
  - exists (level o (prune m t)). eapply attains_less; [apply truncation_attains, (fun x => proj2 (E x)) |].
    apply A, le_n.
Qed.

(** ** J, K, W for every truncation: exact inequalities *)

Theorem J_truncations o o' g g' d d' (t : algorithm M) :
  agree (level o (prune d t)) o o' -> (forall x, g x = true -> g' x = true -> False) ->
  probability o g (prune d t) + probability o' g' (prune d' t) <= 1.
Proof.
  intros A E. eapply coupling; [apply (truncation_attains o (fun x => g x = true)); auto | exact A | exact E |].
  apply (truncation_attains o' (fun x => g' x = true)). auto.
Qed.

Theorem K_truncations o o1 o2 g1 g2 d d1 d2 (t : algorithm M) :
  agree (level o (prune d t)) o o1 -> agree (level o (prune d t)) o o2 ->
  (forall x, g1 x = true -> g2 x = true -> False) ->
  probability o1 g1 (prune d1 t) + probability o2 g2 (prune d2 t)
    <= 2 - probability o (fun _ => true) (prune d t).
Proof.
  intros A1 A2 E.
  eapply coupling_two; [apply (truncation_attains o (fun _ => True)); auto | exact A1 | exact A2 | exact E | |];
    apply truncation_attains; auto.
Qed.

(** For a finite tree, [probability] is what [attains] says. *)
Lemma never_attains o G m p : attains o G m (@never M) p -> p <= 0.
Proof.
  remember never as t eqn:T. intros A.
  induction A as [t p | x p Gx | a b p q r A IHA B IHB | k n next p L A IHA];
    [assumption | | |]; rewrite (exposed_same never) in T; simpl in T; inversion T; subst.
  specialize (IHA eq_refl). specialize (IHB eq_refl). lra.
Qed.

Theorem tree_probability o G g (t : tree M) p : (forall x, G x <-> g x = true) ->
  (exists m, attains o G m (embed t) p) <-> p <= probability o g t.
Proof.
  intros E. split.
  - intros [m A]. revert p A. induction t as [x | | a IHa b IHb | k n next IH]; simpl; intros p A.
    + pose proof (attains_le_one _ _ _ _ _ A). apply attains_output_inv in A as [A | A].
      * destruct (g x); lra.
      * rewrite (proj1 (E x) A). assumption.
    + apply never_attains in A. exact A.
    + apply attains_flip_inv in A as (q & r & A & B & H). apply IHa in A. apply IHb in B. lra.
    + apply attains_read_inv in A. apply (IH _ _ A).
  - intros L. exists (level o t). eapply attains_less; [apply tree_attains, (fun x => proj2 (E x)) | exact L].
Qed.

(** ** Tapes *)

Definition tape := nat -> bool.
Definition push (b : bool) (w : tape) : tape := fun i => match i with O => b | S i => w i end.

(** A reading: evaluation, level, answer. *)
Definition transcript := list (nat * nat * Q).

(** [d] steps of a run: the output and what was read, or nothing if it has not halted. *)
Fixpoint run (d : nat) (w : tape) (o : oracle) (t : algorithm M) : option (M * transcript) :=
  match d, t with
  | O, _ => None
  | S d, Output x => Some (x, [])
  | S d, Flip a b => run d (fun i => w (S i)) o (if w O then a else b)
  | S d, Read k n next =>
      match run d w o (next (o k n)) with Some (x, r) => Some (x, (k, n, o k n) :: r) | None => None end
  end.

(** The mean over the tapes whose first [l] bits are arbitrary (the further ones do not matter below). *)
Fixpoint mean (l : nat) (F : tape -> Q) : Q :=
  match l with
  | O => F (fun _ => false)
  | S l => (1 # 2) * (mean l (fun w => F (push true w)) + mean l (fun w => F (push false w)))
  end.

Lemma mean_same l : forall F F', (forall w, F w == F' w) -> mean l F == mean l F'.
Proof.
  induction l as [| l IH]; intros F F' E; simpl; [apply E |].
  rewrite (IH (fun w => F (push true w)) (fun w => F' (push true w))) by auto.
  rewrite (IH (fun w => F (push false w)) (fun w => F' (push false w))) by auto. reflexivity.
Qed.

Lemma mean_constant l : forall F c, (forall w, F w == c) -> mean l F == c.
Proof. induction l as [| l IH]; intros F c E; simpl; [apply E |]. rewrite !(IH _ c) by auto. lra. Qed.

Definition indicator (g : M -> bool) (result : option (M * transcript)) : Q :=
  match result with Some (x, _) => if g x then 1 else 0 | None => 0 end.

Theorem probability_by_tapes o g d : forall l (t : algorithm M), (d <= l)%nat ->
  mean l (fun w => indicator g (run d w o t)) == probability o g (prune d t).
Proof.
  induction d as [| d IH]; intros l t L; [apply mean_constant; reflexivity |].
  destruct t as [x | a b | k n next]; simpl.
  - apply mean_constant. reflexivity.
  - destruct l as [| l]; [lia |]. assert (L' : (d <= l)%nat) by lia. simpl.
    rewrite <- (IH l a L'), <- (IH l b L'). reflexivity.
  - rewrite <- (IH l (next (o k n))) by lia. apply mean_same. intros w.
    destruct (run d w o (next (o k n))) as [[x r] |]; reflexivity.
Qed.

(** Tape by tape: a run that reads levels [<= m] is the same on an oracle that agrees up to level [m]. *)
Theorem same_run o o' m d : forall w (t : algorithm M) x r, agree m o o' ->
  run d w o t = Some (x, r) -> (forall k n v, In (k, n, v) r -> (n <= m)%nat) -> run d w o' t = Some (x, r).
Proof.
  induction d as [| d IH]; intros w t x r A R L; [discriminate |].
  destruct t as [y | a b | k n next]; simpl in *; [exact R | apply IH; assumption |].
  destruct (run d w o (next (o k n))) as [[y s] |] eqn:E; [| discriminate]. injection R as <- <-.
  rewrite <- (A k n (L k n _ (or_introl eq_refl))).
  rewrite (IH w _ y s A E); [reflexivity |]. intros k' n' v H. apply (L k' n' v). right. exact H.
Qed.

End Trees.

(** ** Rules *)

(** A rule says what to do next, given what was read and tossed so far (the latest first).  Every rule is a tree, and
    the runs of the tree are those of the rule. *)
Section Rules.
Context {M : Type}.

Inductive action := Halt (x : M) | Coin | Ask (k n : nat).
Definition history := list (bool + Q).
Variable rule : history -> action.

CoFixpoint tree_of (h : history) : algorithm M :=
  match rule h with
  | Halt x => Output x
  | Coin => Flip (tree_of (inl true :: h)) (tree_of (inl false :: h))
  | Ask k n => Read k n (fun v => tree_of (inr v :: h))
  end.

Fixpoint follow (d : nat) (w : tape) (o : oracle) (h : history) : option (M * transcript) :=
  match d with
  | O => None
  | S d =>
      match rule h with
      | Halt x => Some (x, [])
      | Coin => follow d (fun i => w (S i)) o (inl (w O) :: h)
      | Ask k n =>
          match follow d w o (inr (o k n) :: h) with Some (x, r) => Some (x, (k, n, o k n) :: r) | None => None end
      end
  end.

Theorem rules_are_trees d : forall w o h, run d w o (tree_of h) = follow d w o h.
Proof.
  induction d as [| d IH]; intros w o h; [reflexivity |].
  rewrite (exposed_same (tree_of h)). simpl. destruct (rule h) as [x | | k n]; simpl.
  - reflexivity.
  - destruct (w O); apply IH.
  - rewrite IH. reflexivity.
Qed.

End Rules.
