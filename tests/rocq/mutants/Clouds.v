(** * A probability space with infinitesimal points, and algorithms that look for one member each

    Over an Archimedean field J and X1 might hold even where the success on the limit, from levels <= m, is no event.
      Over
    the germs it can be missed by an infinitesimal.  The events
    of a cloud are its finite and its cofinite sets of points, the latter with the point at infinity; a union of finite
    ones that is an event is one of them, so that probabilities are continuous.  Point n looks for member n, and so is
    right about the limit and about member n; the other outcomes are right about all members. *)

From Coq Require Import QArith List Lqa Lia PeanoNat.
From Barriers Require Import OrderedFields ProbabilitySpaces Algorithms GeneralAlgorithms.
From Mutants Require Import RefuteGeneral Germs.
Import ListNotations.
Open Scope field_scope.

(** A point at infinity and the points 0, 1, 2, ...; and two outcomes beside. *)
Definition spot : Type := (option nat + bool)%type.

Section Cloud.
Context {F : ordered_field} (e c u v : F).
Implicit Types (g h : spot -> bool) (A B : spot -> Prop).

Fixpoint atoms h n : F := match n with O => 0 | S n => (if h (inl (Some n)) then e else 0) + atoms h n end.
Definition weights h n : F :=
  (if h (inl None) then c - repeated n e else 0) + atoms h n + (if h (inr true) then u else 0) + (if h (inr false) then
    v else 0).
Definition settled h n : Prop := forall j, (n <= j)%nat -> h (inl (Some j)) = h (inl None).
Definition likelihood A (p : F) : Prop := exists h n, (forall w, A w <-> h w = true) /\ settled h n /\ p == weights h n.

Hypothesis e_positive : 0 < e.
Hypothesis few : forall n, repeated n e <= c.
Hypothesis possible : 0 <= u /\ 0 <= v /\ c + u + v == 1.

Lemma weights_more h n n' : settled h n -> (n <= n')%nat -> weights h n' == weights h n.
Proof.
  intros S L. induction L as [| n' L IH]; [reflexivity |]. rewrite <- IH. unfold weights. cbn [atoms repeated].
  rewrite (S n' L). destruct (h (inl None)); fra.
Qed.
Lemma atoms_le g h n : (forall w, g w = true -> h w = true) -> atoms g n <= atoms h n.
Proof.
  intros I. induction n as [| n IH]; cbn [atoms]; [apply le_refl |]. pose proof (I (inl (Some n))) as W.
  destruct (g (inl (Some n))), (h (inl (Some n))); try discriminate (W eq_refl); fra.
Qed.
Lemma weights_le g h n : (forall w, g w = true -> h w = true) -> weights g n <= weights h n.
Proof.
  intros I. pose proof (atoms_le g h n I). pose proof (few n). destruct possible as (U & V & _).
  pose proof (I (inl None)) as W. pose proof (I (inr true)) as W1. pose proof (I (inr false)) as W2. unfold weights.
  destruct (g (inl None)), (h (inl None)); try discriminate (W eq_refl);
  destruct (g (inr true)), (h (inr true)); try discriminate (W1 eq_refl);
  destruct (g (inr false)), (h (inr false)); try discriminate (W2 eq_refl); fra.
Qed.
Lemma likelihood_monotone A B p q : likelihood A p -> likelihood B q -> (forall w, A w -> B w) -> p <= q.
Proof.
  intros (g & n & EA & S & Ep) (h & n' & EB & S' & Eq) I. rewrite Ep, Eq.
  rewrite <- (weights_more g n (Nat.max n n') S), <- (weights_more h n' (Nat.max n n') S') by lia.
  apply weights_le. intros w W. apply EB, I, EA, W.
Qed.
Lemma atoms_split g h n : atoms g n == atoms (fun w => g w && h w)%bool n + atoms (fun w => g w && negb (h w))%bool n.
Proof.
  induction n as [| n IH]; cbn [atoms]; [fra |]. rewrite IH. destruct (g (inl (Some n))), (h (inl (Some n))); cbn; fra.
Qed.
Lemma reached_up_to (A : nat -> spot -> Prop) B h k : (forall w, B w <-> h w = true) ->
  (forall n w, A n w -> A (S n) w) -> (forall w, B w -> exists n, A n w) ->
  exists n, (forall j, (j < k)%nat -> B (inl (Some j)) -> A n (inl (Some j))) /\ forall b, B (inr b) -> A n (inr b).
Proof.
  intros E I U. assert (More : forall i j w, (i <= j)%nat -> A i w -> A j w) by (intros i j w L; induction L; auto).
  assert (One : forall w, exists n, B w -> A n w).
  { intros w. destruct (h w) eqn:W; [| exists O; intros X; apply E in X; congruence].
    destruct (U w (proj2 (E w) W)) as [n H]. exists n. auto. }
  induction k as [| k [n [H T]]].
  - destruct (One (inr true)) as [n H], (One (inr false)) as [n' H']. exists (Nat.max n n'). split; [lia |].
    intros [|] W; [apply (More n) | apply (More n')]; auto; lia.
  - destruct (One (inl (Some k))) as [n' H']. exists (Nat.max n n'). split.
    + intros j L W. destruct (Nat.eq_dec j k) as [-> |]; [apply (More n') | apply (More n)]; auto; try lia.
      apply H; [lia | exact W].
    + intros b W. apply (More n); [lia | apply T, W].
Qed.

Definition cloud : probability_space F.
Proof.
  refine {| outcome := spot; Pr := likelihood |}.
  - exists (fun _ => true), O. split; [tauto |]. split; [intros j _; reflexivity |]. unfold weights.
    cbn [atoms repeated].
    destruct possible as (_ & _ & E). fra.
  - exact likelihood_monotone.
  - intros A B p q (g & n & EA & S & Ep) (h & n' & EB & S' & Eq).
    exists (weights (fun w => g w && h w)%bool (Nat.max n n')), (weights (fun w => g w && negb (h w))%bool (Nat.max n
      n')).
    split; [| split].
    + exists (fun w => g w && h w)%bool, (Nat.max n n'). split; [| split; [| reflexivity]].
      * intros w. rewrite Bool.andb_true_iff, EA, EB. reflexivity.
      * intros j L. rewrite (S j), (S' j) by lia. reflexivity.
    + exists (fun w => g w && negb (h w))%bool, (Nat.max n n'). split; [| split; [| reflexivity]].
      * intros w. rewrite Bool.andb_true_iff, Bool.negb_true_iff, EA, EB, Bool.not_true_iff_false. reflexivity.
      * intros j L. rewrite (S j), (S' j) by lia. reflexivity.
    + rewrite Ep, <- (weights_more g n (Nat.max n n') S) by lia. unfold weights.
      pose proof (atoms_split g h (Nat.max n n')).
      destruct (g (inl None)), (h (inl None)), (g (inr true)), (h (inr true)), (g (inr false)), (h (inr false)); cbn;
        fra.
  - intros A B p E I HB U eps He. assert (HB' := HB). destruct HB' as (h & k & EB & S & Ep).
    assert (More : forall i j w, (i <= j)%nat -> A i w -> A j w) by (intros i j w L; induction L; auto).
    assert (G : exists n, forall w, B w -> A n w).
    { destruct (h (inl None)) eqn:T.
      - destruct (proj1 (U (inl None)) (proj2 (EB _) T)) as [i Hi]. destruct (E i) as (q & g & k' & EA & S' & Eq).
        destruct (reached_up_to A B h (Nat.max k k') EB I) as (n & R & R'); [intros w W; apply U, W |].
        exists (Nat.max i n). intros [[j |] | b] W.
        + destruct (Nat.le_gt_cases (Nat.max k k') j) as [L | L]; [| apply (More n); [lia | apply R; assumption]].
          apply (More i); [lia |]. apply EA. rewrite (S' j) by lia. apply EA, Hi.
        + apply (More i); [lia | exact Hi].
        + apply (More n); [lia | apply R', W].
      - destruct (reached_up_to A B h k EB I) as (n & R & R'); [intros w W; apply U, W |]. exists n.
        intros [[j |] | b] W.
        + destruct (Nat.le_gt_cases k j) as [L | L]; [| apply R; assumption]. apply EB in W. rewrite (S j L), T in W.
          discriminate.
        + apply EB in W. congruence.
        + apply R', W. }
    destruct G as [n G]. destruct (E n) as [q Eq]. exists n, q. split; [exact Eq |].
    pose proof (likelihood_monotone B (A n) p q HB Eq G). fra.
Defined.

Lemma flat A (s x y : bool) : (forall j, A (inl j) <-> s = true) -> (A (inr true) <-> x = true) -> (A (inr false) <-> y
  = true) ->
  Pr cloud A ((if s then c else 0) + (if x then u else 0) + (if y then v else 0)).
Proof.
  intros E X Y. exists (fun w : spot => match w with inl _ => s | inr b => if b then x else y end), O.
  split; [intros [j | [|]]; auto |]. split; [intros j _; reflexivity |]. unfold weights. cbn [atoms repeated].
  destruct s; fra.
Qed.
Lemma flat_event A (s x y : bool) : (forall j, A (inl j) <-> s = true) -> (A (inr true) <-> x = true) ->
  (A (inr false) <-> y = true) -> event cloud A.
Proof. intros E X Y. eexists. apply (flat A s x y E X Y). Qed.
Lemma no_event A : (forall w, ~ A w) -> event cloud A.
Proof. intros N. apply (flat_event A false false false); intros; (split; [intros W; destruct (N _ W) | discriminate]).
  Qed.
Lemma whole A (x y : bool) : (forall j, A (inl j)) -> (x = true -> A (inr true)) -> (y = true -> A (inr false)) ->
  at_least cloud A (c + (if x then u else 0) + (if y then v else 0)).
Proof.
  intros E X Y. exists (fun w : spot => match w with inl _ => True | inr b => if b then x = true else y = true end).
    eexists.
  split; [apply (flat _ true x y); [intros; split; trivial | split; trivial ..] |]. split; [intros [j | [|]];
    auto | apply le_refl].
Qed.
Lemma single A n (x y : bool) : A (inl (Some n)) -> (x = true -> A (inr true)) -> (y = true -> A (inr false)) ->
  at_least cloud A (e + (if x then u else 0) + (if y then v else 0)).
Proof.
  intros E X Y.
  pose (h := fun w : spot => match w with inl (Some j) => (j =? n)%nat | inl None => false | inr b => if b then x else y
    end).
  exists (fun w => h w = true), (weights h (S n)). split; [exists h, (S n); split; [tauto |]; split;
    [| reflexivity] | split].
  - intros j L. apply Nat.eqb_neq. lia.
  - intros [[j |] | [|]]; cbn [h]; intros W; [apply Nat.eqb_eq in W; subst; exact E | discriminate | auto | auto].
  - assert (Z : forall k, (k <= n)%nat -> atoms h k == 0).
    { induction k as [| k IH]; intros L; cbn [atoms]; [reflexivity |]. rewrite IH by lia. cbn [h].
      rewrite (proj2 (Nat.eqb_neq k n)) by lia. fra. }
    unfold weights. cbn [atoms]. rewrite (Z n (le_n n)). cbn [h]. rewrite Nat.eqb_refl. fra.
Qed.
End Cloud.

(** Of infinitesimal points: a cloud of probability 1/2 + tiny, with points of probability 2 tiny; one outcome beside.
  *)
Definition halves : probability_space germs.
Proof.
  refine (cloud (tiny + tiny) ($(1 # 2) + tiny) ($(1 # 2) - tiny) 0 _ _ _).
  - pose proof tiny_positive. fra.
  - intros n. pose proof tiny_positive as T. assert (E : repeated n (tiny + tiny) == repeated n tiny + repeated n tiny).
    { induction n as [| n IH]; cbn [repeated]; [fra | rewrite IH; fra]. }
    rewrite E. pose proof (tiny_repeated n). fra.
  - pose proof (tiny_repeated 1) as T. cbn [repeated] in T. repeat split; fra.
Defined.
Notation more := ($(1 # 2) + tiny : germs).
Lemma more_than_half : ~ more <= $(1 # 2). Proof. pose proof tiny_positive. intros L. fra. Qed.

(** Point n says [x1] if it sees that an answer about member n, or 1, is none about the limit, and else [x0];
  the outcomes
    beside say [x1]. *)
Section Watch.
Context {M : Type} (spots : nat -> nat * nat) (sees : nat -> Q -> bool) (x0 x1 : M).
Definition watch : recipe spot M :=
  {| reads := fun w => match w with inl (Some j) => [spots 1; spots j] | _ => [spots 1%nat] end;
     answer := fun w vs => Some (match w with
       | inl j => if sees 1%nat (hd 0%Q vs) then x1 else match j with Some j => if sees j (hd 0%Q (tl vs)) then x1 else
         x0
                                                        | None => x0 end
       | inr _ => x1 end) |}.
Hypothesis deep : (1 <= snd (spots 1))%nat.
Context {D : oracle -> Prop}.
Let A := follow D watch.
Definition unseen (o : oracle) : Prop := forall j, sees j (asked o (spots j)) = false.
Implicit Types (o : oracle) (G : M -> Prop).

Lemma watch_unseen o j : unseen o -> answered watch o (inl j) = Some x0.
Proof. intros U. destruct j as [j |]; unfold answered; cbn; rewrite ?(U 1%nat), ?(U j); reflexivity. Qed.
Lemma watch_seen o n : sees n (asked o (spots n)) = true -> answered watch o (inl (Some n)) = Some x1.
Proof. intros S. unfold answered; cbn. rewrite S. destruct (sees 1%nat (asked o (spots 1))); reflexivity. Qed.
Lemma watch_first o w : sees 1%nat (asked o (spots 1)) = true -> answered watch o w = Some x1.
Proof. intros S. destruct w as [[j |] | b]; unfold answered; cbn; rewrite ?S; reflexivity. Qed.

Lemma right_unseen o G : unseen o -> G x0 -> at_least halves (ends A o G) more.
Proof.
  intros U H. eapply (at_least_within halves); [| | apply whole with (x := false) (y := false)]; try discriminate;
    [intros w W; exact W | cbv iota; fra |].
  - intros j. apply (follow_ends watch o G (inl j) _ (watch_unseen o j U)), H.
Qed.
Lemma right_seen o G n : sees n (asked o (spots n)) = true -> G x1 -> at_least halves (ends A o G) more.
Proof.
  intros S H. eapply (at_least_within halves); [| | apply single with (n := n) (x := true) (y := false)];
    try discriminate; [intros w W; exact W | cbv iota; fra | |].
  - apply (follow_ends watch o G (inl (Some n)) _ (watch_seen o n S)), H.
  - intros _. apply (follow_ends watch o G (inr true) (Some x1) eq_refl), H.
Qed.
Lemma surely_halts o G : G x0 -> G x1 -> at_least halves (ends A o G) 1.
Proof.
  intros H0 H1. eapply (at_least_within halves); [| | apply whole with (x := true) (y := false)]; try discriminate;
    [intros w W; exact W | cbv iota; fra | |].
  - intros j. assert (E : exists x, answered watch o (inl j) = Some x /\ G x).
    { unfold answered; cbn. destruct (sees 1%nat _); [exists x1; auto |]. destruct j; [destruct (sees _ _) |]; eauto. }
    destruct E as (x & E & H). apply (follow_ends watch o G (inl j) _ E), H.
  - intros _. apply (follow_ends watch o G (inr true) (Some x1) eq_refl), H1.
Qed.
Lemma none_at_0 o G : event halves (ends_by 0 A o G).
Proof.
  apply no_event. intros w (x & read & [-> _] & _ & L). assert (snd (spots 1) <= 0)%nat; [| lia].
  apply (L (fst (spots 1))). rewrite <- surjective_pairing. destruct w as [[j |] | b]; left; reflexivity.
Qed.
Lemma none_first m o G : sees 1%nat (asked o (spots 1)) = true -> ~ G x1 -> event halves (ends_by m A o G).
Proof.
  intros S N. apply no_event. intros w W. apply ends_by_ends in W. apply (follow_ends watch o G w _ (watch_first o w S))
    in W.
  exact (N W).
Qed.
Lemma none_unseen m o G : unseen o -> ~ G x0 -> G x1 \/ ~ G x1 -> event halves (ends_by m A o G).
Proof.
  intros U N T.
  assert (C : forall j, ~ ends_by m A o G (inl j)).
  { intros j W. apply ends_by_ends in W. apply (follow_ends watch o G _ _ (watch_unseen o j U)) in W. exact (N W). }
  assert (B : exists x : bool, forall b, ends_by m A o G (inr b) <-> x = true).
  { destruct T as [T | T].
    - exists (snd (spots 1) <=? m)%nat. intros b. rewrite Nat.leb_le. unfold A.
      rewrite (follow_ends_by m watch o G (inr b) (Some x1) eq_refl). split.
      + intros [H _]. apply (H (fst (spots 1))). rewrite <- surjective_pairing. left. reflexivity.
      + intros H. split; [| exact T]. intros k l [E | []]. rewrite E in H. exact H.
    - exists false. intros b. split; [| discriminate]. intros W. apply ends_by_ends in W.
      apply (follow_ends watch o G (inr b) (Some x1) eq_refl) in W. destruct (T W). }
  destruct B as [x B]. apply (flat_event _ _ _ _ _ _ _ _ false x x); [intros j; split; [intros W;
    destruct (C j W) | discriminate] | apply B ..].
Qed.
End Watch.
