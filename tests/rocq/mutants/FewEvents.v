(** * A probability space over a field with infinitesimals, in which few sets are events

    Over the reals a result may hold although a set that it asks about is no event: a measure extends to more sets.  An
    instance that needs "this is an event" has numbers with infinitesimals.  The outcomes are one apart, 0, 1, 2, ...,
    and one beyond, their limit; the events are the sets that are open and closed, and each outcome l has the same
    probability, the rational function 2/(n+1) of n, which is infinitely small.  By compactness an event that increasing
    events exhaust is one of them, so that continuity asks nothing.  And infinitely many events of positive probability
      may be such that each outcome is in finitely many. *)

From Coq Require Import QArith List Lia Lqa PeanoNat Bool.
From Barriers Require Import OrderedFields ProbabilitySpaces.
From Mutants Require Import RationalFunctions.
Import ListNotations.

(** ** The space *)

Inductive place := Apart | Place (l : nat) | Beyond.

Section Places.
Open Scope field_scope.
Context {F : ordered_field} (apart tiny : F).
Hypothesis apart_nonneg : 0 <= apart.
Hypothesis tiny_nonneg : 0 <= tiny.

(** The sum of the first k numbers. *)
Fixpoint first_sum (x : nat -> F) (k : nat) : F := match k with O => 0 | S k => first_sum x k + x k end.
Hypothesis left_over : forall k, 0 <= 1 - apart - first_sum (fun _ => tiny) k.

(** From the place k on all is as it is beyond. *)
Definition settled (k : nat) (g : place -> bool) : Prop := forall l, (k <= l)%nat -> g (Place l) = g Beyond.
Definition if_in (b : bool) (x : F) : F := if b then x else 0.
Definition measure (k : nat) (g : place -> bool) : F :=
  if_in (g Apart) apart + first_sum (fun l => if_in (g (Place l)) tiny) k
  + if_in (g Beyond) (1 - apart - first_sum (fun _ => tiny) k).

Lemma measure_later k k' g : (k <= k')%nat -> settled k g -> measure k' g == measure k g.
Proof.
  intros L. induction L as [| k' L IH]; intros St; [reflexivity |]. rewrite <- (IH St). unfold measure. cbn [first_sum].
  rewrite (St k' L). generalize (first_sum (fun l => if_in (g (Place l)) tiny) k'), (first_sum (fun _ => tiny) k').
  intros x y. destruct (g Beyond), (g Apart); unfold if_in; fra.
Qed.
Lemma first_sum_le (x y : nat -> F) k : (forall l, (l < k)%nat -> x l <= y l) -> first_sum x k <= first_sum y k.
Proof.
  induction k as [| k IH]; intros H; [apply le_refl |]. cbn [first_sum]. pose proof (H k (le_n _)).
  assert (first_sum x k <= first_sum y k) by (apply IH; intros l L; apply H; lia). fra.
Qed.
Lemma if_in_le (b c : bool) (x : F) : 0 <= x -> (b = true -> c = true) -> if_in b x <= if_in c x.
Proof. intros P I. destruct b, c; unfold if_in; try (discriminate (I eq_refl)); fra. Qed.
Lemma measure_le k g h : (forall w, g w = true -> h w = true) -> measure k g <= measure k h.
Proof.
  intros I. unfold measure. pose proof (if_in_le _ _ _ apart_nonneg (I Apart)).
  pose proof (if_in_le _ _ _ (left_over k) (I Beyond)).
  pose proof (first_sum_le _ _ k (fun l _ => if_in_le _ _ _ tiny_nonneg (I (Place l)))). fra.
Qed.
Lemma if_in_split (b c : bool) (x : F) : if_in b x == if_in (b && c) x + if_in (b && negb c) x.
Proof. destruct b, c; unfold if_in; cbn [andb negb]; fra. Qed.
Lemma first_sum_split (x y z : nat -> F) k : (forall l, x l == y l + z l) ->
  first_sum x k == first_sum y k + first_sum z k.
Proof. intros H. induction k as [| k IH]; cbn [first_sum]; [fra |]. pose proof (H k). fra. Qed.
Lemma measure_split k g h : measure k g == measure k (fun w => g w && h w)%bool + measure k (fun w => g w && negb (h
  w))%bool.
Proof.
  unfold measure. pose proof (if_in_split (g Apart) (h Apart) apart).
  pose proof (if_in_split (g Beyond) (h Beyond) (1 - apart - first_sum (fun _ => tiny) k)).
  pose proof (first_sum_split _ _ _ k (fun l => if_in_split (g (Place l)) (h (Place l)) tiny)). fra.
Qed.

Definition measured (A : place -> Prop) (p : F) : Prop :=
  exists g k, (forall w, A w <-> g w = true) /\ settled k g /\ p == measure k g.

(** Finitely many places of an event are in one of the increasing events that exhaust it. *)
Lemma reached (A : nat -> place -> Prop) (g : place -> bool) k n0 : (forall n w, A n w -> A (S n) w) ->
  (forall w, g w = true -> exists n, A n w) -> exists n, (n0 <= n)%nat /\ (g Apart = true -> A n Apart) /\
    forall l, (l < k)%nat -> g (Place l) = true -> A n (Place l).
Proof.
  intros I U. assert (More : forall n n' w, (n <= n')%nat -> A n w -> A n' w) by (intros n n' w L; induction L; auto).
  assert (One : forall w, exists n, g w = true -> A n w).
  { intros w. destruct (g w) eqn:G; [| exists O; discriminate]. destruct (U w G) as [n N]. exists n. auto. }
  induction k as [| k (n & L & H & G)].
  - destruct (One Apart) as [n N]. exists (Nat.max n0 n). split; [lia |].
    split; [intros X; apply (More n), N, X; lia | lia].
  - destruct (One (Place k)) as [n' N]. exists (Nat.max n n'). split; [lia |].
    split; [intros X; apply (More n), H, X; lia |].
    intros l Hl X. assert (C : l = k \/ (l < k)%nat) by lia.
    destruct C as [-> | C]; [apply (More n'), N, X | apply (More n), G, X]; lia.
Qed.

Definition places : probability_space F.
Proof.
  refine {| outcome := place; Pr := measured |}.
  - exists (fun _ => true), O. split; [tauto |]. split; [intros l _; reflexivity |]. unfold measure, if_in.
    cbn [first_sum]. fra.
  - intros A B p q (g & k & EA & SA & Ep) (h & k' & EB & SB & Eq) I.
    rewrite Ep, Eq, <- (measure_later k (Nat.max k k') g) by (lia || exact SA).
    rewrite <- (measure_later k' (Nat.max k k') h) by (lia || exact SB).
    apply measure_le. intros w W. apply EB, I, EA, W.
  - intros A B p q (g & k & EA & SA & Ep) (h & k' & EB & SB & Eq). set (j := Nat.max k k').
    assert (SA' : settled j g) by (intros l L; apply SA; lia).
    assert (SB' : settled j h) by (intros l L; apply SB; lia).
    exists (measure j (fun w => g w && h w)%bool), (measure j (fun w => g w && negb (h w))%bool). split; [| split].
    + exists (fun w => g w && h w)%bool, j. split; [intros w; rewrite andb_true_iff, EA, EB; reflexivity |].
      split; [intros l L; rewrite (SA' l L), (SB' l L); reflexivity | reflexivity].
    + exists (fun w => g w && negb (h w))%bool, j.
      split; [intros w; rewrite andb_true_iff, negb_true_iff, EA, EB, not_true_iff_false; reflexivity |].
      split; [intros l L; rewrite (SA' l L), (SB' l L); reflexivity | reflexivity].
    + rewrite Ep, <- (measure_later k j g) by (lia || exact SA). apply measure_split.
  - intros A B p E I (g & k & EB & SB & Ep) U e He.
    assert (More : forall n n' w, (n <= n')%nat -> A n w -> A n' w) by (intros n n' w L; induction L; auto).
    assert (U' : forall w, g w = true -> exists n, A n w) by (intros w W; apply U, EB, W).
    assert (Far : exists n0 j, g Beyond = true -> A n0 Beyond /\ forall l, (j <= l)%nat -> A n0 (Place l)).
    { destruct (g Beyond) eqn:G; [| exists O, O; discriminate]. destruct (U' Beyond G) as [n0 N]. exists n0.
      destruct (E n0) as (q & h & j & Eh & Sh & _). exists j. intros _. split; [exact N |]. intros l L. apply Eh.
      rewrite (Sh l L). apply Eh, N. }
    destruct Far as (n0 & j & Far). destruct (reached A g (Nat.max k j) n0 I U') as (n & L & H1 & H2).
    exists n. destruct (E n) as (q & h & k' & Eh & Sh & Eq). exists q. split; [exists h, k'; auto |].
    assert (p <= q); [| fra]. rewrite Ep, Eq, <- (measure_later k (Nat.max k k') g) by (lia || exact SB).
    rewrite <- (measure_later k' (Nat.max k k') h) by (lia || exact Sh). apply measure_le. intros w W. apply Eh.
    destruct w as [| l |].
    + apply H1, W.
    + destruct (Nat.lt_ge_cases l (Nat.max k j)) as [C | C]; [apply H2; assumption |].
      apply (More n0 n _ L), Far; [| lia]. rewrite <- (SB l ltac:(lia)). exact W.
    + apply (More n0 n _ L), Far, W.
Defined.

Definition everywhere (w : place) : bool := true.
Definition not_apart (w : place) : bool := match w with Apart => false | _ => true end.
Definition only (a : bool) (l : nat) (w : place) : bool :=
  match w with Apart => a | Place i => (i =? l)%nat | Beyond => false end.

Lemma event_as (A : place -> Prop) (g : place -> bool) k : settled k g -> (forall w, A w <-> g w = true) ->
  event places A.
Proof. intros St E. exists (measure k g), g, k. split; [exact E | split; [exact St | reflexivity]]. Qed.
Lemma at_least_as (A : place -> Prop) (g : place -> bool) k p : settled k g -> (forall w, g w = true -> A w) ->
  p <= measure k g -> at_least places A p.
Proof.
  intros St I L. exists (fun w => g w = true), (measure k g).
  split; [exists g, k; split; [tauto | split; [exact St | reflexivity]] |].
  split; assumption.
Qed.
(** All or nothing. *)
Lemma event_all (A : place -> Prop) : (forall w, A w) \/ (forall w, ~ A w) -> event places A.
Proof.
  intros [H | N].
  - apply (event_as A (fun _ => true) O); [intros l _; reflexivity |]. intros w. split; auto.
  - apply (event_as A (fun _ => false) O); [intros l _; reflexivity |]. intros w.
    split; [intros W; destruct (N w W) | discriminate].
Qed.
Lemma at_least_all (A : place -> Prop) p : (forall w, A w) -> p <= 1 -> at_least places A p.
Proof.
  intros H L. apply (at_least_as A everywhere O); [intros l _; reflexivity | auto |]. unfold measure, if_in.
  cbn [first_sum everywhere]. fra.
Qed.
Lemma first_sum_all k : first_sum (fun l => if_in (not_apart (Place l)) tiny) k == first_sum (fun _ => tiny) k.
Proof. reflexivity. Qed.
Lemma at_least_not_apart (A : place -> Prop) p : (forall w, not_apart w = true -> A w) -> p <= 1 - apart ->
  at_least places A p.
Proof.
  intros H L. apply (at_least_as A not_apart O); [intros l _; reflexivity | exact H |]. unfold measure, if_in.
  cbn [first_sum not_apart]. fra.
Qed.
Lemma first_sum_none (x : nat -> F) k : (forall l, (l < k)%nat -> x l == 0) -> first_sum x k == 0.
Proof.
  induction k as [| k IH]; intros H; cbn [first_sum]; [reflexivity |].
  pose proof (H k (le_n _)). assert (first_sum x k == 0) by (apply IH; intros l L; apply H; lia). fra.
Qed.
Lemma only_measure a l : measure (S l) (only a l) == if_in a apart + tiny.
Proof.
  unfold measure. cbn [only first_sum]. rewrite Nat.eqb_refl.
  rewrite (first_sum_none (fun i => if_in (i =? l)%nat tiny) l).
  - unfold if_in. destruct a; fra.
  - intros i L. destruct (Nat.eqb_spec i l); [lia | reflexivity].
Qed.
Lemma only_settled a l : settled (S l) (only a l).
Proof. intros i L. cbn [only]. destruct (Nat.eqb_spec i l); [lia | reflexivity]. Qed.
Lemma at_least_place (A : place -> Prop) l p : A (Place l) -> p <= tiny -> at_least places A p.
Proof.
  intros H L. apply (at_least_as A (only false l) (S l) p (only_settled false l)).
  - intros [| i |] W; try discriminate. cbn [only] in W. apply Nat.eqb_eq in W. subst i. exact H.
  - rewrite only_measure. unfold if_in. fra.
Qed.
Lemma at_least_apart_and_place (A : place -> Prop) l p : A Apart -> A (Place l) -> p <= apart + tiny ->
  at_least places A p.
Proof.
  intros H0 H L. apply (at_least_as A (only true l) (S l) p (only_settled true l)).
  - intros [| i |] W; try discriminate; [exact H0 |]. cbn [only] in W. apply Nat.eqb_eq in W. subst i. exact H.
  - rewrite only_measure. unfold if_in. fra.
Qed.
End Places.

(** The place apart has the probability 1/2 - 1/(n+1), and each place l 2/(n+1): so apart and l together, and all that
    is not apart, have more than 1/2. *)
Section Few.
Open Scope field_scope.
Definition little : rational_functions := infinitesimal + infinitesimal.
Definition nearly_half : rational_functions := $(1 # 2) - infinitesimal.
Definition over_half : rational_functions := $(1 # 2) + infinitesimal.

Lemma infinitesimal_sum k : first_sum (fun _ => infinitesimal) k <= 1.
Proof.
  assert (E : forall n, (at_ (first_sum (F := rational_functions) (fun _ => infinitesimal) k) n == whole k * / (1 +
    whole n))%Q).
  { intros n. induction k as [| k IH]; cbn [first_sum].
    - change (0 == 0 * / (1 + whole n))%Q. ring.
    - change (at_ (first_sum (F := rational_functions) (fun _ => infinitesimal) k) n + / (1 + whole n) == whole (S k) *
        / (1 + whole n))%Q.
      rewrite IH, whole_next. ring. }
  exists k. intros n L. rewrite E. change (whole k * / (1 + whole n) <= 1)%Q.
  pose proof (whole_nonneg n) as W. assert (V : (whole k <= whole n)%Q) by (unfold whole; rewrite <- Zle_Qle; lia).
  apply Qle_shift_div_r; lra.
Qed.
Lemma sum_of_sums {F : ordered_field} (x : F) i j :
  first_sum (fun _ => x) (i + j) == first_sum (fun _ => x) i + first_sum (fun _ => x) j.
Proof. induction j as [| j IH]; [rewrite Nat.add_0_r | rewrite Nat.add_succ_r]; cbn [first_sum]; fra. Qed.
Lemma sum_of_two {F : ordered_field} (x : F) k :
  first_sum (fun _ => x + x) k == first_sum (fun _ => x) k + first_sum (fun _ => x) k.
Proof. induction k as [| k IH]; cbn [first_sum]; fra. Qed.
Lemma little_sum k : first_sum (fun _ => little) k <= $(1 # 2).
Proof.
  unfold little. rewrite sum_of_two. pose proof (infinitesimal_sum (k + k + (k + k))) as L. rewrite !sum_of_sums in L.
  fra.
Qed.
Lemma little_positive : 0 < little. Proof. pose proof infinitesimal_positive. unfold little. fra. Qed.
Lemma nearly_half_nonneg : 0 <= nearly_half.
Proof. pose proof (little_sum 1) as L. cbn [first_sum] in L. unfold nearly_half, little in *. fra. Qed.
Lemma nearly_half_left k : 0 <= 1 - nearly_half - first_sum (fun _ => little) k.
Proof. pose proof infinitesimal_positive. pose proof (little_sum k). unfold nearly_half. fra. Qed.
Definition few_events : probability_space rational_functions :=
  places nearly_half little nearly_half_nonneg (lt_le _ _ little_positive) nearly_half_left.

Lemma few_all (A : place -> Prop) : (forall w, A w) \/ (forall w, ~ A w) -> event few_events A.
Proof. apply event_all. Qed.
Lemma few_certain (A : place -> Prop) : (forall w, A w) -> at_least few_events A 1.
Proof. intros H. apply at_least_all; [exact H | apply le_refl]. Qed.
Lemma few_not_apart (A : place -> Prop) : (forall w, w <> Apart -> A w) -> at_least few_events A over_half.
Proof. intros H. apply at_least_not_apart; [intros [| l |] W; [discriminate | |]; apply H;
  discriminate | unfold over_half, nearly_half; fra]. Qed.
Lemma few_apart (A : place -> Prop) l : A Apart -> A (Place l) -> at_least few_events A over_half.
Proof. intros H G. apply at_least_apart_and_place with (1 := H) (2 := G). unfold over_half, nearly_half, little. fra.
Qed.
Lemma few_place (A : place -> Prop) l : A (Place l) -> at_least few_events A little.
Proof. intros H. apply at_least_place with (1 := H), le_refl. Qed.
Lemma over_half_more : $(1 # 2) < over_half. Proof. pose proof infinitesimal_positive. unfold over_half. fra. Qed.
End Few.
