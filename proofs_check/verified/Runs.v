(** * Recorded runs of a randomised algorithm, and what they say of every algorithm that has them

    A run is coins and readings in order, and how it ended.  [has_run o t r]: answered by o, the algorithm t of
    Algorithms.v has the run r.  On one input the runs form a full tree of coins ([grown]); then the algorithm halts
    rightly at least with the weight of the runs that are right, and at most with that of the runs that are not wrong
    ([success_below], [success_above]).

    Idea.  Induction on the tree of coins: readings between two coins lead to the next one, whatever the algorithm
      is. *)

From Coq Require Import ZArith QArith Lqa Lia PeanoNat List Bool.
From Barriers Require Import Json Algorithms.
Import ListNotations.
Open Scope Q_scope.

(** ** Runs *)

Inductive step := Toss (c : bool) | Reading (k l : Z) (v : Q).
Inductive budget := Reads | Level | Bits | Seconds | Memory.
Inductive question := AskCoin | Ask (k l : Z).
Record run := {
  steps : list step;
  asked : option question;
  left_open : option budget;
  output : option (list Q)
}.

(** What is done after all steps: unknown if the machine ended the run. *)
Inductive action := Unknown | Coin | Look (k l : Z) | Stop (x : option (list Q)).
Definition action_of (r : run) : action :=
  match asked r, left_open r with
  | Some AskCoin, _ => Coin
  | Some (Ask k l), _ => Look k l
  | None, Some _ => Unknown
  | None, None => Stop (output r)
  end.

(** ** Algorithms that have them *)

Local Notation program := (algorithm (list Q)).

(** It never halts with an output. *)
Definition silent (t : program) : Prop := forall o m p, attains o (fun _ => True) m t p -> p <= 0.
Definition does (a : action) (t : program) : Prop :=
  match a with
  | Unknown => True
  | Coin => exists x y, t = Flip x y
  | Look k l => exists next, t = Read (Z.to_nat k) (Z.to_nat l) next
  | Stop (Some x) => t = Output x
  | Stop None => silent t
  end.
Fixpoint follows (o : oracle) (t : program) (s : list step) (a : action) : Prop :=
  match s with
  | [] => does a t
  | Toss c :: s => exists x y, t = Flip x y /\ follows o (if c then x else y) s a
  | Reading k l v :: s => exists next, t = Read (Z.to_nat k) (Z.to_nat l) next /\
      o (Z.to_nat k) (Z.to_nat l) = v /\ follows o (next v) s a
  end.
Definition has_run (o : oracle) (t : program) (r : run) : Prop := follows o t (steps r) (action_of r).

(** ** The tree of coins *)

Inductive trie := Empty | Leaf (r : run) | Node (x y : trie).

Fixpoint put (s : list step) (r : run) (T : trie) : option trie :=
  match s with
  | [] => match T with Empty => Some (Leaf r) | _ => None end
  | Reading _ _ _ :: s => put s r T
  | Toss c :: s =>
      match (match T with Empty => Some (Empty, Empty) | Leaf _ => None | Node x y => Some (x, y) end) with
      | Some (x, y) =>
          if c then let* x := put s r x in Some (Node x y) else let* y := put s r y in Some (Node x y)
      | None => None
      end
  end.
Fixpoint put_all (runs : list run) (T : trie) : option trie :=
  match runs with [] => Some T | r :: runs => let* T := put (steps r) r T in put_all runs T end.
Fixpoint full (T : trie) : bool :=
  match T with Empty => false | Leaf _ => true | Node x y => if full x then full y else false end.
(** The coins of the runs are all sequences, each once. *)
Definition grown (runs : list run) : option trie :=
  let* T := put_all runs Empty in if full T then Some T else None.

Fixpoint coins (s : list step) : list bool :=
  match s with [] => [] | Toss c :: s => c :: coins s | Reading _ _ _ :: s => coins s end.
Fixpoint at_path (T : trie) (p : list bool) : option run :=
  match T, p with
  | Leaf r, [] => Some r
  | Node x y, c :: p => at_path (if c then x else y) p
  | _, _ => None
  end.

(** The proportion of the coins whose run passes f. *)
Fixpoint mass (f : run -> bool) (T : trie) : Q :=
  match T with
  | Empty => 0
  | Leaf r => if f r then 1 else 0
  | Node x y => (1 # 2) * (mass f x + mass f y)
  end.

Lemma empty_path p : at_path Empty p = None.
Proof. destruct p; reflexivity. Qed.

Lemma put_spec r s : forall T T', put s r T = Some T' ->
  at_path T' (coins s) = Some r /\
  (forall p q, at_path T p = Some q -> at_path T' p = Some q) /\
  (forall p q, at_path T' p = Some q -> at_path T p = Some q \/ (p = coins s /\ q = r)).
Proof.
  induction s as [|[c|k l v] s IH]; intros T T' H; [| |apply IH, H].
  - destruct T; try discriminate. injection H as <-. split; [reflexivity|]. split; [intros [|] q; discriminate|].
    intros [|c p] q E; [|discriminate]. injection E as <-. right. split; reflexivity.
  - cbn [put coins] in *.
    assert (G : exists x y, (forall p q, at_path T p = Some q -> match p with [] => False | d :: p =>
        at_path (if d then x else y) p = Some q end) /\
      (forall d p q, at_path (if d : bool then x else y) p = Some q -> at_path T (d :: p) = Some q) /\
      (if c then let* x := put s r x in Some (Node x y) else let* y := put s r y in Some (Node x y)) = Some T').
    { destruct T as [|q|x y]; [exists Empty, Empty|discriminate|exists x, y]; (split; [|split; [|exact H]]).
      - intros p q E. rewrite empty_path in E. discriminate.
      - intros [|] p q E; rewrite empty_path in E; discriminate.
      - intros [|d p] q E; [discriminate|exact E].
      - intros d p q E. exact E. }
    destruct G as (x & y & F & B & E). clear H. destruct c.
    + destruct (put s r x) as [x'|] eqn:P; [|discriminate]. injection E as <-. destruct (IH _ _ P) as (I1 & I2 & I3).
      split; [exact I1|]. split.
      * intros p q H. apply F in H. destruct p as [|[|] p]; [contradiction|apply I2, H|exact H].
      * intros [|[|] p] q H; [discriminate| |left; apply B, H].
        destruct (I3 p q H) as [H'|[-> ->]]; [left; apply B, H'|right; split; reflexivity].
    + destruct (put s r y) as [y'|] eqn:P; [|discriminate]. injection E as <-. destruct (IH _ _ P) as (I1 & I2 & I3).
      split; [exact I1|]. split.
      * intros p q H. apply F in H. destruct p as [|[|] p]; [contradiction|exact H|apply I2, H].
      * intros [|[|] p] q H; [discriminate|left; apply B, H|].
        destruct (I3 p q H) as [H'|[-> ->]]; [left; apply B, H'|right; split; reflexivity].
Qed.

Lemma put_all_spec runs : forall T T', put_all runs T = Some T' ->
  (forall r, In r runs -> at_path T' (coins (steps r)) = Some r) /\
  (forall p q, at_path T p = Some q -> at_path T' p = Some q) /\
  (forall p q, at_path T' p = Some q -> at_path T p = Some q \/ (In q runs /\ p = coins (steps q))).
Proof.
  induction runs as [|r runs IH]; intros T T' H.
  - injection H as <-. split; [contradiction|]. split; auto.
  - simpl in H. destruct (put (steps r) r T) as [T1|] eqn:P; [|discriminate].
    destruct (put_spec _ _ _ _ P) as (P1 & P2 & P3).
    destruct (IH _ _ H) as (I1 & I2 & I3). split; [intros q [<-|Q]; [apply I2, P1|apply I1, Q]|].
    split; [intros p q Q; apply I2, P2, Q|]. intros p q Q. destruct (I3 p q Q) as [Q'|[Q' ->]]; [|right; simpl; auto].
    destruct (P3 p q Q') as [Q''|[-> ->]]; [left; exact Q''|right; simpl; auto].
Qed.

Lemma grown_spec runs T : grown runs = Some T -> full T = true /\
  (forall r, In r runs -> at_path T (coins (steps r)) = Some r) /\
  (forall p q, at_path T p = Some q -> In q runs /\ p = coins (steps q)).
Proof.
  unfold grown. destruct (put_all runs Empty) as [T1|] eqn:P; [|discriminate]. cbn [bind]. destruct (full T1) eqn:F;
    [|discriminate].
  intros H. injection H as <-. destruct (put_all_spec _ _ _ P) as (P1 & _ & P3). split; [exact F|].
  split; [exact P1|]. intros p q Q. destruct (P3 p q Q) as [E|E]; [rewrite empty_path in E; discriminate|exact E].
Qed.

Lemma full_leaf T : full T = true -> exists p r, at_path T p = Some r.
Proof.
  induction T as [|r|x IHx y IHy]; intros F; [discriminate|exists [], r; reflexivity|]. cbn [full] in F.
  destruct (full x) eqn:E; [|discriminate]. destruct (IHx eq_refl) as (p & r & H). exists (true :: p), r. exact H.
Qed.

(** ** What an algorithm with these runs does, along the tree *)

Section Along.
Variables (o : oracle) (L : nat).

(** From t to t' by readings at levels up to L. *)
Inductive reads : program -> program -> Prop :=
  | reads_none t : reads t t
  | reads_one k l next t : (l <= L)%nat -> reads (next (o k l)) t -> reads (Read k l next) t.

Definition low_levels (s : list step) : Prop :=
  Forall (fun e => match e with Reading _ l _ => (Z.to_nat l <= L)%nat | Toss _ => True end) s.

Fixpoint stands (t : program) (T : trie) : Prop :=
  match T with
  | Empty => True
  | Leaf r => exists t', reads t t' /\ does (action_of r) t'
  | Node x y => exists a b, reads t (Flip a b) /\ stands a x /\ stands b y
  end.

Lemma follows_reads a s : forall t, low_levels s -> follows o t s a -> coins s = [] ->
  exists t', reads t t' /\ does a t'.
Proof.
  induction s as [|[c|k l v] s IH]; intros t W F C; [exists t; split; [constructor|exact F]|discriminate|].
  destruct F as (next & -> & E & F). inversion_clear W as [|? ? Wl Ws]. rewrite <- E in F.
  destruct (IH _ Ws F C) as (t' & R & D). exists t'. split; [constructor; assumption|exact D].
Qed.

Lemma follows_toss a s : forall t c p, low_levels s -> follows o t s a -> coins s = c :: p ->
  exists x y s', reads t (Flip x y) /\ follows o (if c then x else y) s' a /\ coins s' = p /\ low_levels s'.
Proof.
  induction s as [|[c'|k l v] s IH]; intros t c p W F C; [discriminate| |]; inversion_clear W as [|? ? Wl Ws].
  - injection C as -> C. destruct F as (x & y & -> & F). exists x, y, s. split; [constructor|auto].
  - destruct F as (next & -> & E & F). rewrite <- E in F. destruct (IH _ _ _ Ws F C) as (x & y & s' & R & G).
    exists x, y, s'. split; [constructor; assumption|exact G].
Qed.

Lemma reads_same_flip t x y x' y' : reads t (Flip x y) -> reads t (Flip x' y') -> x = x' /\ y = y'.
Proof.
  intros R. remember (Flip x y) as u eqn:E. revert E. induction R as [u|k l next u Hl R IH]; intros E R'.
  - subst u. inversion R'. split; reflexivity.
  - inversion R'; subst. apply IH; [reflexivity|assumption].
Qed.

Lemma stands_from T : forall t, full T = true ->
  (forall p r, at_path T p = Some r -> exists s, coins s = p /\ low_levels s /\ follows o t s (action_of r)) ->
  stands t T.
Proof.
  induction T as [|r|x IHx y IHy]; intros t F H; [exact I| |].
  - destruct (H [] r eq_refl) as (s & C & W & G). apply (follows_reads _ s t W G C).
  - cbn [full] in F. destruct (full x) eqn:E; [|discriminate]. destruct (full_leaf x E) as (p & r & A).
    destruct (H (true :: p) r A) as (s & C & W & G). destruct (follows_toss _ s t true p W G C) as (a & b & _ & R & _).
    assert (Sub : forall (c : bool) p r, at_path (if c then x else y) p = Some r -> exists s,
      coins s = p /\ low_levels s /\ follows o (if c then a else b) s (action_of r)).
    { intros c p' r' A'. destruct (H (c :: p') r' A') as (s1 & C1 & W1 & G1).
      destruct (follows_toss _ s1 t c p' W1 G1 C1) as (a' & b' & s2 & R' & G2 & C2 & W2).
      destruct (reads_same_flip _ _ _ _ _ R R') as [-> ->]. exists s2. auto. }
    exists a, b. split; [exact R|]. split; [apply IHx; [reflexivity|apply (Sub true)]|apply IHy;
      [exact F|apply (Sub false)]].
Qed.

Lemma reads_attains G m t t' p : reads t t' -> attains o G m t p -> attains o G m t' p.
Proof. intros R. induction R as [|k l next t' Hl R IH]; intros A; [exact A|]. apply IH, attains_read_inv, A. Qed.
Lemma attains_reads G t t' p : reads t t' -> attains o G L t' p -> attains o G L t p.
Proof. intros R A. induction R as [|k l next t' Hl R IH]; [exact A|]. constructor 4; auto. Qed.

(** Runs that are right. *)
Lemma success_below G (good : run -> bool) T : forall t,
  (forall p r, at_path T p = Some r -> good r = true -> exists x, action_of r = Stop (Some x) /\ G x) ->
  stands t T -> attains o G L t (mass good T).
Proof.
  induction T as [|r|x IHx y IHy]; intros t H S; [constructor 1; simpl; lra| |]; cbn [mass].
  - destruct (good r) eqn:E; [|constructor 1; lra]. destruct S as (t' & R & D).
    destruct (H [] r eq_refl E) as (x & A & Gx). rewrite A in D. simpl in D. subst t'.
    apply (attains_reads G t _ _ R). constructor 2; [exact Gx|lra].
  - destruct S as (a & b & R & Sx & Sy). apply (attains_reads G t _ _ R).
    apply (attains_flip o G L a b (mass good x) (mass good y)); [| |lra].
    + apply IHx; [|exact Sx]. intros p r A. apply (H (true :: p) r A).
    + apply IHy; [|exact Sy]. intros p r A. apply (H (false :: p) r A).
Qed.

(** Runs that are wrong. *)
Lemma success_above G m (bad : run -> bool) T : forall t p,
  (forall p r, at_path T p = Some r -> bad r = true -> forall t' q, does (action_of r) t' ->
    attains o G m t' q -> q <= 0) ->
  stands t T -> attains o G m t p -> p <= 1 - mass bad T.
Proof.
  induction T as [|r|x IHx y IHy]; intros t p H S A; cbn [mass].
  - apply attains_le_one in A. lra.
  - destruct (bad r) eqn:E; [|apply attains_le_one in A; lra]. destruct S as (t' & R & D).
    pose proof (H [] r eq_refl E t' p D (reads_attains G m t t' p R A)). lra.
  - destruct S as (a & b & R & Sx & Sy). apply (reads_attains G m _ _ _ R) in A.
    destruct (attains_flip_inv _ _ _ _ _ _ A) as (p1 & p2 & A1 & A2 & Le).
    assert (p1 <= 1 - mass bad x) by (apply (IHx a); [intros p' r A'; apply (H (true :: p') r A')|exact Sx|exact A1]).
    assert (p2 <= 1 - mass bad y) by (apply (IHy b); [intros p' r A'; apply (H (false :: p') r A')|exact Sy|exact A2]).
    lra.
Qed.
End Along.
