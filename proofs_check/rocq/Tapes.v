(** * Two algorithms on one tape are one

    Informally.  A checker may see the coins of the algorithm that it checks.  Both then run on the same tape, with the
    same answers, and together they are one algorithm whose outputs are pairs: on every tape it halts with (x, y) if and
    only if the one halts with x and the other with y ([one_tape]).

    Idea.  Run the first and keep its tosses; then run the second, which has these before the tape goes on. *)

From Coq Require Import QArith Lia PeanoNat List.
From Barriers Require Import Algorithms Probability.
Import ListNotations.
Open Scope Q_scope.

(** Answered by [o], on the tape [w], the algorithm halts with [x]. *)
Definition gives {M} (w : tape) (o : oracle) (t : algorithm M) (x : M) : Prop :=
  exists steps read, run steps w o t = Some (x, read).

Lemma gives_output {M} w o (y x : M) : gives w o (Output y) x <-> y = x.
Proof.
  split; [intros ([|] & r & E); [discriminate | injection E; auto] |].
  intros ->. exists 1%nat, []. reflexivity.
Qed.

Lemma gives_flip {M} w o (a b : algorithm M) x : gives w o (Flip a b) x <->
  gives (fun i => w (S i)) o (if w O then a else b) x.
Proof.
  split; [intros ([| s] & r & E); [discriminate | exists s, r; exact E] | intros (s & r & E); exists (S s), r; exact E].
Qed.

Lemma gives_read {M} w o k n (next : Q -> algorithm M) x : gives w o (Read k n next) x <->
  gives w o (next (o k n)) x.
Proof.
  split.
  - intros ([| s] & r & E); [discriminate |]. simpl in E.
    destruct (run s w o (next (o k n))) as [[y r'] |] eqn:E'; [| discriminate]. injection E as -> _. exists s, r'.
    exact E'.
  - intros (s & r & E). exists (S s), ((k, n, o k n) :: r). simpl. rewrite E. reflexivity.
Qed.

(** Only the bits of a tape matter. *)
Lemma run_same_bits {M} o steps : forall (t : algorithm M) w w', (forall i, w i = w' i) ->
  run steps w o t = run steps w' o t.
Proof.
  induction steps as [| steps IH]; intros t w w' B; [reflexivity |]. destruct t as [y | a b | k n next]; simpl.
  - reflexivity.
  - rewrite (B O). apply IH. intros i. apply B.
  - rewrite (IH _ w w' B). reflexivity.
Qed.

Section OneTape.
Context {M K : Type}.

(** [w] with the tosses [q] before it. *)
Definition pushed (q : list bool) (w : tape) : tape := fold_right push w q.

(** What is left of the tosses [q] and of [u] when [u] has used those that it asks for before it reads or halts. *)
Fixpoint used (q : list bool) (u : algorithm K) : list bool * algorithm K :=
  match q, u with
  | c :: q, Flip a b => used q (if c then a else b)
  | _, _ => (q, u)
  end.

(** [u] on the tape on which the tosses [q] are known, with the output [x] beside its own. *)
CoFixpoint then_second (x : M) (q : list bool) (u : algorithm K) : algorithm (M * K) :=
  match used q u with
  | (_, Output y) => Output (x, y)
  | (_, Flip a b) => Flip (then_second x [] a) (then_second x [] b)
  | (q, Read k n next) => Read k n (fun v => then_second x q (next v))
  end.

(** [t], then [u], on one tape: the tosses [q] of [t] so far, the latest last, are those that [u] has before it. *)
CoFixpoint on_one_tape (q : list bool) (t : algorithm M) (u : algorithm K) : algorithm (M * K) :=
  match t with
  | Output x => then_second x q u
  | Flip a b => Flip (on_one_tape (q ++ [true]) a u) (on_one_tape (q ++ [false]) b u)
  | Read k n next => Read k n (fun v => on_one_tape q (next v) u)
  end.

Lemma then_second_known x c q a b : then_second x (c :: q) (Flip a b) = then_second x q (if c then a else b).
Proof. rewrite (exposed_same (then_second x (c :: q) _)), (exposed_same (then_second x q _)). reflexivity. Qed.

Lemma then_second_gives o x z : forall q u w,
  gives w o (then_second x q u) z <-> exists y, z = (x, y) /\ gives (pushed q w) o u y.
Proof.
  intros q u w. split.
  - intros (steps & r & E). revert q u w r E. induction steps as [| steps IH]; intros q u w r E; [discriminate |].
    revert u r E. induction q as [| c q IHq]; intros u r E.
    + rewrite (exposed_same (then_second x [] u)) in E. destruct u as [y | a b | k n next]; simpl in E.
      * injection E as <- _. exists y. split; [reflexivity | apply gives_output; reflexivity].
      * destruct (IH [] (if w O then a else b) (fun i => w (S i)) r) as (y & -> & G);
          [destruct (w O); exact E |]. exists y. split; [reflexivity | apply gives_flip, G].
      * destruct (run steps w o _) as [[z' r'] |] eqn:E'; [| discriminate]. injection E as -> _.
        destruct (IH [] _ _ _ E') as (y & -> & G). exists y. split; [reflexivity | apply gives_read, G].
    + destruct u as [y | a b | k n next].
      * rewrite (exposed_same (then_second x (c :: q) _)) in E. simpl in E. injection E as <- _.
        exists y. split; [reflexivity | apply gives_output; reflexivity].
      * rewrite then_second_known in E. destruct (IHq _ _ E) as (y & -> & G).
        exists y. split; [reflexivity | apply gives_flip, G].
      * rewrite (exposed_same (then_second x (c :: q) _)) in E. simpl in E.
        destruct (run steps w o _) as [[z' r'] |] eqn:E'; [| discriminate]. injection E as -> _.
        destruct (IH (c :: q) _ _ _ E') as (y & -> & G). exists y. split; [reflexivity | apply gives_read, G].
  - intros (y & -> & steps & r & E). revert q u w r E.
    induction steps as [| steps IH]; intros q u w r E; [discriminate |]. destruct u as [y' | a b | k n next].
    + injection E as -> _. rewrite (exposed_same (then_second x q _)). destruct q; apply gives_output; reflexivity.
    + destruct q as [| c q]; simpl in E.
      * rewrite (exposed_same (then_second x [] _)). apply gives_flip.
        destruct (w O); apply (IH [] _ _ r E).
      * rewrite then_second_known. apply (IH q _ _ r E).
    + simpl in E. destruct (run steps _ o _) as [[y' r'] |] eqn:E'; [| discriminate]. injection E as -> _.
      rewrite (exposed_same (then_second x q _)). destruct q; apply gives_read, (IH _ _ _ _ E').
Qed.

(** After its first toss, which is known, the tape is what it was. *)
Lemma gives_after_toss o (u : algorithm K) y : forall q w,
  gives (pushed (q ++ [w O]) (fun i => w (S i))) o u y <-> gives (pushed q w) o u y.
Proof.
  intros q w. assert (B : forall i, pushed (q ++ [w O]) (fun i => w (S i)) i = pushed q w i).
  { induction q as [| c q IH]; intros [| i]; simpl; [reflexivity.. | apply IH]. }
  split; intros (s & r & E); exists s, r; rewrite <- E; [symmetry |]; apply (run_same_bits o s u _ _ B).
Qed.

Lemma on_one_tape_gives o z (u : algorithm K) : forall (t : algorithm M) q w,
  gives w o (on_one_tape q t u) z <-> exists x y, z = (x, y) /\ gives w o t x /\ gives (pushed q w) o u y.
Proof.
  assert (F : forall (a b : algorithm M) q (w : tape),
    (if w O then on_one_tape (q ++ [true]) a u else on_one_tape (q ++ [false]) b u)
      = on_one_tape (q ++ [w O]) (if w O then a else b) u) by (intros a b q w; destruct (w O); reflexivity).
  intros t q w. split.
  - intros (steps & r & E). revert t q w r E. induction steps as [| steps IH]; intros t q w r E; [discriminate |].
    rewrite (exposed_same (on_one_tape q t u)) in E. destruct t as [x | a b | k n next].
    + change (run (S steps) w o (exposed (then_second x q u)) = Some (z, r)) in E. rewrite <- exposed_same in E.
      destruct (proj1 (then_second_gives o x z q u w) (ex_intro _ _ (ex_intro _ _ E))) as (y & -> & G).
      exists x, y. split; [reflexivity |]. split; [apply gives_output; reflexivity | exact G].
    + simpl in E. rewrite F in E. destruct (IH _ _ _ _ E) as (x & y & -> & G & G'). exists x, y.
      split; [reflexivity |]. split; [apply gives_flip, G | apply gives_after_toss, G'].
    + simpl in E. destruct (run steps w o _) as [[z' r'] |] eqn:E'; [| discriminate]. injection E as -> _.
      destruct (IH _ _ _ _ E') as (x & y & -> & G & G'). exists x, y.
      split; [reflexivity |]. split; [apply gives_read, G | exact G'].
  - intros (x & y & -> & (steps & r & E) & G). revert t q w r E G.
    induction steps as [| steps IH]; intros t q w r E G; [discriminate |].
    rewrite (exposed_same (on_one_tape q t u)). destruct t as [x' | a b | k n next].
    + injection E as -> _. change (gives w o (exposed (then_second x q u)) (x, y)). rewrite <- exposed_same.
      apply then_second_gives. exists y. auto.
    + simpl in E |- *. apply gives_flip. rewrite F. apply (IH _ _ _ _ E). apply gives_after_toss, G.
    + simpl in E |- *. destruct (run steps w o _) as [[x' r'] |] eqn:E'; [| discriminate]. injection E as -> _.
      apply gives_read, (IH _ _ _ _ E' G).
Qed.

End OneTape.

(** Two algorithms on one tape are one, whose outputs are pairs. *)
Theorem one_tape {M K} (t : algorithm M) (u : algorithm K) : exists both : algorithm (M * K),
  forall w o x y, gives w o both (x, y) <-> gives w o t x /\ gives w o u y.
Proof.
  exists (on_one_tape [] t u). intros w o x y. rewrite on_one_tape_gives. simpl. split.
  - intros (x' & y' & E & G). injection E as -> ->. exact G.
  - intros G. exists x, y. auto.
Qed.
