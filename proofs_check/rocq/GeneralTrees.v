(** * The algorithms of Algorithms.v are general algorithms

    Informally.  The outcomes are tapes of fair bits; an event is what the first l bits decide, and its probability the
    proportion of these: a probability space over every ordered field ([bits]).  On a tape the runs of a tree are a
    general algorithm ([tree_general]), and so are the runs cut off after s steps ([cut]).  What [attains] shows of a
    tree, a cut has over the space of its bits, and conversely ([trees_are_general]); so the probabilities of
    Algorithms.v are limits of such, and its couplings are instances of the inequalities for general algorithms
    ([J_trees_sum], [K_trees_sum]).

    Idea.  Induction on the proof of [attains], and on the number of steps.  Continuity from below: l bits have finitely
    many values. *)

From Coq Require Import QArith Lqa Lia PeanoNat List.
From Barriers Require Import OrderedFields ProbabilitySpaces Algorithms Probability GeneralAlgorithms.
Import ListNotations.
Open Scope Q_scope.

(** ** Fair bits *)

(** [g] depends on the first [l] bits. *)
Definition decided_by (l : nat) (g : tape -> bool) : Prop :=
  forall w w', (forall i, (i < l)%nat -> w i = w' i) -> g w = g w'.

(** The proportion of the tapes that pass [g], of those that differ in the first [l] bits. *)
Definition proportion (l : nat) (g : tape -> bool) : Q := mean l (fun w => if g w then 1 else 0).

Lemma proportion_S l g : proportion (S l) g ==
  (1 # 2) * (proportion l (fun w => g (push true w)) + proportion l (fun w => g (push false w))).
Proof. reflexivity. Qed.

Lemma decided_push l g c : decided_by (S l) g -> decided_by l (fun w => g (push c w)).
Proof. intros D w w' E. apply D. intros [| i] L; [reflexivity | apply E; lia]. Qed.

Lemma decided_more l l' g : (l <= l')%nat -> decided_by l g -> decided_by l' g.
Proof. intros L D w w' E. apply D. intros i Hi. apply E. lia. Qed.

Lemma proportion_le l : forall g g', (forall w, g w = true -> g' w = true) -> proportion l g <= proportion l g'.
Proof.
  induction l as [| l IH]; intros g g' I.
  - unfold proportion. simpl. specialize (I (fun _ => false)).
    destruct (g (fun _ => false)), (g' (fun _ => false)); try lra; discriminate (I eq_refl).
  - rewrite !proportion_S. pose proof (IH (fun w => g (push true w)) (fun w => g' (push true w)) (fun w => I _)).
    pose proof (IH (fun w => g (push false w)) (fun w => g' (push false w)) (fun w => I _)). lra.
Qed.

Lemma proportion_split l : forall g g', proportion l g ==
  proportion l (fun w => g w && g' w) + proportion l (fun w => g w && negb (g' w)).
Proof.
  induction l as [| l IH]; intros g g'.
  - unfold proportion. simpl. destruct (g _), (g' _); simpl; lra.
  - rewrite !proportion_S, (IH (fun w => g (push true w)) (fun w => g' (push true w))).
    rewrite (IH (fun w => g (push false w)) (fun w => g' (push false w))). lra.
Qed.

Lemma proportion_all l : proportion l (fun _ => true) == 1.
Proof. apply mean_constant. reflexivity. Qed.

Lemma proportion_none l : proportion l (fun _ => false) == 0.
Proof. apply mean_constant. reflexivity. Qed.

Lemma proportion_one l g : proportion l g <= 1.
Proof. rewrite <- (proportion_all l). apply proportion_le. auto. Qed.

Lemma proportion_positive l : forall g, 0 < proportion l g -> exists w, g w = true.
Proof.
  induction l as [| l IH]; intros g H.
  - exists (fun _ => false). unfold proportion in H. simpl in H. destruct (g _); [reflexivity | lra].
  - rewrite proportion_S in H. destruct (Qlt_le_dec 0 (proportion l (fun w => g (push true w)))) as [L | L].
    + destruct (IH _ L) as [w E]. exists (push true w). exact E.
    + destruct (IH (fun w => g (push false w))) as [w E]; [lra |]. exists (push false w). exact E.
Qed.

(** More bits than are needed change nothing. *)
Lemma proportion_more l l' : forall g, (l <= l')%nat -> decided_by l g -> proportion l' g == proportion l g.
Proof.
  revert l. induction l' as [| l' IH]; intros l g L D; [replace l with O by lia; reflexivity |].
  destruct l as [| l].
  - rewrite proportion_S. assert (E : forall c, proportion l' (fun w => g (push c w)) == proportion O g).
    { intros c. rewrite (IH O); [| lia | apply (decided_more O O); [lia |]].
      - unfold proportion. simpl. rewrite (D (push c (fun _ => false)) (fun _ => false)); [reflexivity | lia].
      - intros w w' E. apply D. lia. }
    rewrite !E. lra.
  - rewrite !proportion_S, !(IH l); try lia; try apply decided_push, D. reflexivity.
Qed.

(** The first [l] bits have finitely many values. *)
Definition respects (l : nat) (A : tape -> Prop) : Prop :=
  forall w w', (forall i, (i < l)%nat -> w i = w' i) -> A w -> A w'.

Lemma respects_push l A c : respects (S l) A -> respects l (fun w => A (push c w)).
Proof. intros D w w' E. apply D. intros [| i] L; [reflexivity | apply E; lia]. Qed.

Lemma push_self (w : tape) i : w i = push (w O) (fun i => w (S i)) i.
Proof. destruct i; reflexivity. Qed.

Lemma finitely_many l : forall (g : tape -> bool) (A : nat -> tape -> Prop), decided_by l g ->
  (forall n, respects l (A n)) -> (forall n w, A n w -> A (S n) w) -> (forall w, g w = true -> exists n, A n w) ->
  exists n, forall w, g w = true -> A n w.
Proof.
  induction l as [| l IH]; intros g A D E I U.
  - destruct (g (fun _ => false)) eqn:G.
    + destruct (U _ G) as [n Hn]. exists n. intros w _. apply (E n (fun _ => false)); [lia | exact Hn].
    + exists O. intros w Gw. rewrite (D w (fun _ => false)) in Gw by lia. congruence.
  - assert (More : forall n n' w, (n <= n')%nat -> A n w -> A n' w) by (intros n n' w L; induction L; auto).
    destruct (IH (fun w => g (push true w)) (fun n w => A n (push true w))) as [n1 H1];
      auto using decided_push, respects_push.
    destruct (IH (fun w => g (push false w)) (fun n w => A n (push false w))) as [n2 H2];
      auto using decided_push, respects_push.
    exists (Nat.max n1 n2). intros w Gw. apply (E _ (push (w O) (fun i => w (S i)))).
    + intros i _. symmetry. apply push_self.
    + assert (Gk : g (push (w O) (fun i => w (S i))) = true).
      { rewrite <- Gw. apply D. intros i _. symmetry. apply push_self. }
      destruct (w O); [apply (More n1) | apply (More n2)]; auto; lia.
Qed.

Definition bits (F : ordered_field) (l : nat) : probability_space F.
Proof.
  refine {| outcome := tape;
            Pr := fun A p => exists g, decided_by l g /\ (forall w, A w <-> g w = true) /\
                    (p == @of_Q F (proportion l g))%F |}.
  - exists (fun _ => true). split; [intros w w' _; reflexivity |]. split; [tauto |].
    rewrite (of_Q_eq F _ _ (proportion_all l)). reflexivity.
  - intros A B p q (g & _ & EA & ->) (h & _ & EB & ->) I. apply of_Q_le, proportion_le. intros w Gw.
    apply EB, I, EA, Gw.
  - intros A B p q (g & Dg & EA & Ep) (h & Dh & EB & _).
    exists (@of_Q F (proportion l (fun w => g w && h w))), (@of_Q F (proportion l (fun w => g w && negb (h w)))).
    split; [| split].
    + exists (fun w => g w && h w). split; [intros w w' E; rewrite (Dg w w' E), (Dh w w' E); reflexivity |].
      split; [| reflexivity]. intros w. rewrite Bool.andb_true_iff, EA, EB. reflexivity.
    + exists (fun w => g w && negb (h w)). split; [intros w w' E; rewrite (Dg w w' E), (Dh w w' E); reflexivity |].
      split; [| reflexivity]. intros w. rewrite Bool.andb_true_iff, Bool.negb_true_iff, EA, EB, Bool.not_true_iff_false.
      reflexivity.
    + rewrite Ep, (of_Q_eq F _ _ (proportion_split l g h)). apply (Ring_theory.morph_add (of_Q_morph F)).
  - intros A B p E I (g & Dg & EB & Ep) U e He.
    destruct (finitely_many l g (fun n w => A n w)) as [n Hn]; auto.
    + intros n w w' Same Aw. destruct (E n) as (q & h & Dh & Eh & _). apply Eh. rewrite <- (Dh w w' Same). apply Eh, Aw.
    + intros w Gw. apply U, EB, Gw.
    + destruct (E n) as (q & h & Dh & Eh & Eq). exists n, q. split; [exists h; auto |].
      assert (p <= q)%F; [| fra]. rewrite Ep, Eq. apply of_Q_le, proportion_le. intros w Gw. apply Eh, Hn, Gw.
Defined.

(** ** Trees *)

Section Trees.
Context {M : Type}.
Implicit Types (t : algorithm M) (o : oracle) (G H : M -> Prop) (w : tape) (d m l : nat).

Lemma run_more w o : forall d d' t x r, (d <= d')%nat -> run d w o t = Some (x, r) -> run d' w o t = Some (x, r).
Proof.
  intros d. revert w. induction d as [| d IH]; intros w d' t x r L E; [discriminate |].
  destruct d' as [| d']; [lia |].
  destruct t as [y | a b | k n next]; simpl in *; [exact E | apply IH; [lia | exact E] |].
  destruct (run d w o (next (o k n))) as [[y s] |] eqn:E'; [| discriminate].
  rewrite (IH _ d' _ y s); [exact E | lia | exact E'].
Qed.

Lemma run_once w o d d' t x y r r' : run d w o t = Some (x, r) -> run d' w o t = Some (y, r') -> x = y.
Proof.
  intros E E'. apply (run_more w o d (Nat.max d d')) in E; [| lia].
  apply (run_more w o d' (Nat.max d d')) in E'; [| lia]. congruence.
Qed.

Lemma run_alike w o o' : forall d t x r, (forall k n, In (k, n) (map fst r) -> o k n = o' k n) ->
  run d w o t = Some (x, r) -> run d w o' t = Some (x, r).
Proof.
  intros d. revert w. induction d as [| d IH]; intros w t x r A E; [discriminate |].
  destruct t as [y | a b | k n next]; simpl in *; [exact E | apply IH; assumption |].
  destruct (run d w o (next (o k n))) as [[y s] |] eqn:E'; [| discriminate]. injection E as <- <-.
  rewrite <- (A k n (or_introl eq_refl)). rewrite (IH w _ y s); [reflexivity | | exact E'].
  intros k' n' I. apply A. right. exact I.
Qed.

(** The runs of a tree, and those of at most [d] steps, whatever the answers are. *)
Definition all_answers (o : oracle) : Prop := True.

Definition tree_general (t : algorithm M) : general_algorithm all_answers tape M.
Proof.
  refine {| halts := fun w o x read => exists d r, run d w o t = Some (x, r) /\ read = map fst r |}.
  - intros w o x y read read' _ (d & r & E & _) (d' & r' & E' & _). apply (run_once w o d d' t x y r r' E E').
  - intros w o o' x read _ _ A (d & r & E & ->). exists d, r.
    split; [apply (run_alike w o o' d t x r A E) | reflexivity].
Defined.

Definition cut (d : nat) (t : algorithm M) : general_algorithm all_answers tape M.
Proof.
  refine {| halts := fun w o x read => exists r, run d w o t = Some (x, r) /\ read = map fst r |}.
  - intros w o x y read read' _ (r & E & _) (r' & E' & _). congruence.
  - intros w o o' x read _ _ A (r & E & ->). exists r. split; [apply (run_alike w o o' d t x r A E) | reflexivity].
Defined.

Theorem tree_is_cut t w o x read : halts (tree_general t) w o x read <-> exists d, halts (cut d t) w o x read.
Proof. reflexivity. Qed.

(** ** What [attains] shows, a cut has *)

Lemma attains_cut o G m t p : attains o G m t p -> exists d g, decided_by d g /\ p <= proportion d g /\
  forall w, g w = true -> ends_by m (cut d t) o G w.
Proof.
  intros A. induction A as [t p L | x p Gx L | a b p q r _ (d1 & g1 & D1 & P1 & E1) _ (d2 & g2 & D2 & P2 & E2) L
                          | k n next p L _ (d & g & D & P & E)].
  - exists O, (fun _ => false). split; [intros w w' _; reflexivity |]. split; [| discriminate].
    rewrite proportion_none. exact L.
  - exists 1%nat, (fun _ => true). split; [intros w w' _; reflexivity |]. split; [rewrite proportion_all; exact L |].
    intros w _. exists x, []. split; [exists []; auto |]. split; [exact Gx | intros k n []].
  - pose (d := Nat.max d1 d2). pose (g := fun w : tape => if w O then g1 (fun i => w (S i)) else g2 (fun i => w (S i))).
    exists (S d), g. split; [| split].
    + intros w w' E. unfold g. rewrite <- (E O) by lia.
      destruct (w O); [apply D1 | apply D2]; intros i Hi; apply E; unfold d; lia.
    + rewrite proportion_S. change (fun w => g (push true w)) with (fun w => g1 (fun i => w i)).
      change (fun w => g (push false w)) with (fun w => g2 (fun i => w i)).
      rewrite (proportion_more d1 d _ (Nat.le_max_l _ _) D1), (proportion_more d2 d _ (Nat.le_max_r _ _) D2). lra.
    + intros w. unfold g. destruct (w O) eqn:W; intros Gw; [apply E1 in Gw | apply E2 in Gw];
        destruct Gw as (x & read & (r' & R & ->) & Gx & Lv); exists x, (map fst r');
        (split; [exists r'; split; [| reflexivity] | split; assumption]); simpl; rewrite W;
        [apply (run_more _ _ d1 d) | apply (run_more _ _ d2 d)]; unfold d; auto; lia.
  - exists (S d), g. split; [apply (decided_more d); [lia | exact D] |].
    split; [rewrite (proportion_more d (S d)); auto |].
    intros w Gw. destruct (E w Gw) as (x & read & (r' & R & ->) & Gx & Lv).
    exists x, (map fst ((k, n, o k n) :: r')). split; [exists ((k, n, o k n) :: r'); simpl; rewrite R; auto |].
    split; [exact Gx |]. intros k' n' [I | I]; [injection I as <- <-; exact L | apply (Lv k' n' I)].
Qed.

(** And conversely, over any number of bits that is at least that of the steps. *)
Lemma cut_attains o G m d : forall l t g p, (d <= l)%nat -> (forall w, g w = true -> ends_by m (cut d t) o G w) ->
  p <= proportion l g -> attains o G m t p.
Proof.
  induction d as [| d IH]; intros l t g p L E P.
  - constructor 1. apply Qnot_lt_le. intros H. destruct (proportion_positive l g) as [w Gw]; [lra |].
    destruct (E w Gw) as (x & read & (r & R & _) & _). discriminate R.
  - destruct l as [| l]; [lia |]. destruct t as [y | a b | k n next].
    + destruct (Qlt_le_dec 0 p) as [H | H]; [| constructor 1; exact H].
      destruct (proportion_positive (S l) g) as [w Gw]; [lra |].
      destruct (E w Gw) as (x & read & (r & R & _) & Gx & _). simpl in R. injection R as <- _.
      constructor 2; [exact Gx | pose proof (proportion_one (S l) g); lra].
    + rewrite proportion_S in P. eapply attains_flip; [| | exact P].
      * apply (IH l a (fun w => g (push true w))); [lia | | apply Qle_refl]. intros w Gw. apply (E _ Gw).
      * apply (IH l b (fun w => g (push false w))); [lia | | apply Qle_refl]. intros w Gw. apply (E _ Gw).
    + destruct (Qlt_le_dec 0 p) as [H | H]; [| constructor 1; exact H].
      assert (Step : forall w, g w = true -> (n <= m)%nat /\ ends_by m (cut d (next (o k n))) o G w).
      { intros w Gw. destruct (E w Gw) as (x & read & (r & R & ->) & Gx & Lv). simpl in R.
        destruct (run d w o (next (o k n))) as [[y s] |] eqn:R'; [| discriminate]. injection R as -> <-.
        split; [apply (Lv k n); left; reflexivity |]. exists x, (map fst s). split; [exists s; auto |].
        split; [exact Gx |]. intros k' n' I. apply (Lv k' n'). right. exact I. }
      destruct (proportion_positive (S l) g) as [w Gw]; [lra |]. constructor 4; [apply (Step w Gw) |].
      apply (IH (S l) _ g); [lia | intros v Gv; apply (Step v Gv) | exact P].
Qed.

Lemma of_Q_le_back (F : ordered_field) p q : (@of_Q F p <= of_Q q)%F -> p <= q.
Proof. intros L. apply Qnot_lt_le. intros C. apply (of_Q_lt F) in C. apply lt_not_le in C. exact (C L). Qed.

(** The probabilities of Algorithms.v are those of general algorithms over fair bits, in every ordered field. *)
Theorem trees_are_general (F : ordered_field) o G m t p :
  attains o G m t p <-> exists d, forall d', (d <= d')%nat -> at_least (bits F d') (ends_by m (cut d' t) o G) (of_Q p).
Proof.
  split.
  - intros A. destruct (attains_cut o G m t p A) as (d & g & D & P & E). exists d. intros d' L.
    exists (fun w => g w = true), (of_Q (proportion d' g)). split; [| split].
    + exists g. split; [apply (decided_more d d' g L D) |]. split; [intros w; reflexivity | reflexivity].
    + intros w Gw. destruct (E w Gw) as (x & read & (r & R & ->) & Gx & Lv). exists x, (map fst r).
      split; [exists r; split; [apply (run_more w o d d' t x r L R) | reflexivity] | auto].
    + apply of_Q_le. rewrite (proportion_more d d' g L D). exact P.
  - intros [d H]. destruct (H d (le_n d)) as (B & q & (g & D & EB & Eq) & I & L).
    apply (cut_attains o G m d d t g p (le_n d)).
    + intros w Gw. apply I, EB, Gw.
    + apply (of_Q_le_back F). rewrite <- Eq. exact L.
Qed.

Lemma of_Q_plus_le (F : ordered_field) p q c : (@of_Q F p + of_Q q <= of_Q c)%F -> p + q <= c.
Proof.
  intros L. apply (of_Q_le_back F). rewrite (Ring_theory.morph_add (of_Q_morph F) p q). exact L.
Qed.

Lemma at_least_ends (F : ordered_field) (P : probability_space F) (A : general_algorithm all_answers (outcome P) M)
    m o G p :
  at_least P (ends_by m A o G) p -> at_least P (ends A o G) p.
Proof. apply at_least_within; [intros w; apply ends_by_ends | apply le_refl]. Qed.

(** So the couplings behind J and K for trees are the inequalities for general algorithms, of cuts. *)
Theorem J_trees_sum o o' H G m m' t h p : agree m o o' -> (forall x, H x -> G x -> False) ->
  attains o H m t h -> attains o' G m' t p -> h + p <= 1.
Proof.
  intros Ag D A B. destruct (proj1 (trees_are_general Q_field _ _ _ _ _) A) as [d1 A'].
  destruct (proj1 (trees_are_general Q_field _ _ _ _ _) B) as [d2 B']. pose (d := Nat.max d1 d2).
  apply (of_Q_plus_le Q_field).
  apply (J_general_sum (bits Q_field d) (cut d t) o o' H G m);
    [exact I | exact I | exact Ag | exact D | apply A'; unfold d; lia |].
  apply (at_least_ends _ _ _ m'), B'. unfold d. lia.
Qed.

Theorem K_trees_sum o o1 o2 G1 G2 m m1 m2 t h p q : agree m o o1 -> agree m o o2 ->
  (forall x, G1 x -> G2 x -> False) -> attains o (fun _ => True) m t h -> attains o1 G1 m1 t p ->
  attains o2 G2 m2 t q -> p + q <= 2 - h.
Proof.
  intros Ag1 Ag2 D A B C. destruct (proj1 (trees_are_general Q_field _ _ _ _ _) A) as [d0 A'].
  destruct (proj1 (trees_are_general Q_field _ _ _ _ _) B) as [d1 B'].
  destruct (proj1 (trees_are_general Q_field _ _ _ _ _) C) as [d2 C']. pose (d := Nat.max d0 (Nat.max d1 d2)).
  apply (of_Q_plus_le Q_field).
  rewrite (of_Q_eq Q_field (2 - h) (2 + - h)) by reflexivity.
  rewrite (Ring_theory.morph_add (of_Q_morph Q_field) 2 (- h)), (Ring_theory.morph_opp (of_Q_morph Q_field) h).
  assert (L : (@of_Q Q_field p + of_Q q <= $2 - of_Q h)%F).
  { apply (K_general_sum (bits Q_field d) (cut d t) o o1 o2 G1 G2 m); try exact I; auto;
      [apply (at_least_ends _ _ _ m1), B' | apply (at_least_ends _ _ _ m2), C' | apply A']; unfold d; lia. }
  fra.
Qed.

End Trees.
