(** * The probability space of the outcomes 0, 1, 2, ... with the probabilities 1/2, 1/4, 1/8, ...

    The events are the finite sets and those that lack finitely many outcomes, so that no series is summed. *)

From Coq Require Import QArith List Lia Lqa PeanoNat Bool.
From Barriers Require Import OrderedFields ProbabilitySpaces Algorithms.
Import ListNotations.
Open Scope Q_scope.

Notation half_to := (power (1 # 2)).
(** The outcomes before k one by one, and all from k on if k is in. *)
Definition if_in (b : bool) (x : Q) : Q := if b then x else 0.
Fixpoint before (g : nat -> bool) (k : nat) : Q :=
  match k with O => 0 | S k => before g k + if_in (g k) (half_to (S k)) end.
Definition mass (k : nat) (g : nat -> bool) : Q := before g k + if_in (g k) (half_to k).
Definition settled (k : nat) (g : nat -> bool) : Prop := forall l, (k <= l)%nat -> g l = g k.

Lemma half_to_next k : half_to (S k) == (1 # 2) * half_to k. Proof. reflexivity. Qed.
Lemma half_to_positive k : 0 < half_to k. Proof. apply power_positive. reflexivity. Qed.
Lemma if_in_le b c x : 0 <= x -> (b = true -> c = true) -> if_in b x <= if_in c x.
Proof. intros P I. destruct b, c; unfold if_in; try (discriminate (I eq_refl)); lra. Qed.
Lemma before_le g h k : (forall l, (l < k)%nat -> g l = true -> h l = true) -> before g k <= before h k.
Proof.
  induction k as [| k IH]; intros I; [apply Qle_refl |]. cbn [before]. pose proof (half_to_positive (S k)) as P.
  pose proof (if_in_le (g k) (h k) (half_to (S k)) (Qlt_le_weak _ _ P) (I k (le_n _))).
  assert (before g k <= before h k) by (apply IH; intros l L; apply I; lia). lra.
Qed.
Lemma before_later g j k : (j <= k)%nat -> before g j <= before g k.
Proof.
  intros L. induction L as [| k L IH]; [apply Qle_refl |]. cbn [before]. pose proof (half_to_positive (S k)) as P.
  unfold if_in. destruct (g k); lra.
Qed.
Lemma mass_later k k' g : (k <= k')%nat -> settled k g -> mass k' g == mass k g.
Proof.
  intros L. induction L as [| k' L IH]; intros St; [reflexivity |]. rewrite <- (IH St). unfold mass. cbn [before].
  rewrite (St (S k')) by lia. rewrite (St k' L). pose proof (half_to_next k') as E. revert E.
  generalize (half_to (S k')), (half_to k'). intros. unfold if_in. destruct (g k); lra.
Qed.
Lemma mass_le k g h : (forall w, g w = true -> h w = true) -> mass k g <= mass k h.
Proof.
  intros I. unfold mass. pose proof (half_to_positive k) as P.
  pose proof (if_in_le (g k) (h k) (half_to k) (Qlt_le_weak _ _ P) (I k)).
  pose proof (before_le g h k (fun l _ => I l)). lra.
Qed.
Lemma mass_split k g h : mass k g == mass k (fun w => g w && h w)%bool + mass k (fun w => g w && negb (h w))%bool.
Proof.
  assert (E : before g k == before (fun w => g w && h w)%bool k + before (fun w => g w && negb (h w))%bool k).
  { induction k as [| k IH]; cbn [before]; [reflexivity |]. rewrite IH. unfold if_in. destruct (g k), (h k); cbn; lra. }
  unfold mass. rewrite E. unfold if_in. destruct (g k), (h k); cbn; lra.
Qed.

Definition geometric : probability_space Q_field.
Proof.
  refine {| outcome := nat; Pr := fun A p => exists g k, (forall w, A w <->
    g w = true) /\ settled k g /\ p == mass k g |}.
  - exists (fun _ => true), O. split; [tauto |]. split; [intros l _; reflexivity | reflexivity].
  - intros A B p q (g & k & EA & SA & Ep) (h & k' & EB & SB & Eq) I. change (p <= q).
    rewrite Ep, Eq, <- (mass_later k (Nat.max k k') g) by (lia || exact SA).
    rewrite <- (mass_later k' (Nat.max k k') h) by (lia || exact SB). apply mass_le. intros w W. apply EB, I, EA, W.
  - intros A B p q (g & k & EA & SA & Ep) (h & k' & EB & SB & Eq). set (j := Nat.max k k').
    assert (SA' : settled j g) by (intros l L; rewrite (SA l), (SA j); unfold j in *; auto; lia).
    assert (SB' : settled j h) by (intros l L; rewrite (SB l), (SB j); unfold j in *; auto; lia).
    exists (mass j (fun w => g w && h w)%bool), (mass j (fun w => g w && negb (h w))%bool). split; [| split].
    + exists (fun w => g w && h w)%bool, j. split; [intros w; rewrite andb_true_iff, EA, EB; reflexivity |].
      split; [intros l L; rewrite (SA' l L), (SB' l L); reflexivity | reflexivity].
    + exists (fun w => g w && negb (h w))%bool, j.
      split; [intros w; rewrite andb_true_iff, negb_true_iff, EA, EB, not_true_iff_false; reflexivity |].
      split; [intros l L; rewrite (SA' l L), (SB' l L); reflexivity | reflexivity].
    + change (p == mass j (fun w => g w && h w)%bool + mass j (fun w => g w && negb (h w))%bool).
      rewrite Ep, <- (mass_later k j g) by (unfold j; lia || exact SA). apply mass_split.
  - intros A B p E I (g & k & EB & SB & Ep) U e He. change (0 < e) in He.
    assert (More : forall n n' w, (n <= n')%nat -> A n w -> A n' w) by (intros n n' w L; induction L; auto).
    destruct (power_half_vanishes e He) as [i Hi]. set (j := Nat.max k i).
    assert (Hj : half_to j < e) by (pose proof (power_half_decreases i j ltac:(unfold j; lia)); lra).
    assert (N : exists n, forall l, (l < j)%nat -> g l = true -> A n l).
    { clearbody j. clear - EB U More. induction j as [| j (n & G)]; [exists O; lia |].
      assert (One : exists n', g j = true -> A n' j).
      { destruct (g j) eqn:X; [| exists O; discriminate]. destruct (proj1 (U j) (proj2 (EB j) X)) as [n' Y]. exists n'.
        auto. }
      destruct One as [n' Y]. exists (Nat.max n n'). intros l L X. assert (C : l = j \/ (l < j)%nat) by lia.
      destruct C as [-> | C]; [apply (More n'), Y, X | apply (More n), G, X]; lia. }
    destruct N as [n G]. exists n. destruct (E n) as (q & h & k' & Eh & Sh & Eq). exists q.
    split; [exists h, k'; auto |].
    change (p - e < q). rewrite Ep, Eq, <- (mass_later k j g) by (unfold j; lia || exact SB).
    rewrite <- (mass_later k' (Nat.max j k') h) by (lia || exact Sh).
    pose proof (before_le g h j (fun l L X => proj1 (Eh l) (G l L X))) as B1.
    pose proof (before_later h j (Nat.max j k') ltac:(lia)) as B2. pose proof (half_to_positive (Nat.max j k')).
    pose proof (half_to_positive j). unfold mass, if_in. destruct (g j), (h (Nat.max j k')); lra.
Defined.

(** The outcomes up to m are an event, and of one of them the probability is positive. *)
Lemma up_to_event (A : nat -> Prop) m : (forall w, A w <-> (w <= m)%nat) -> event geometric A.
Proof.
  intros E. exists (mass (S m) (fun w => w <=? m)%nat), (fun w => w <=? m)%nat, (S m).
  split; [intros w; rewrite E, Nat.leb_le; reflexivity |]. split; [| reflexivity].
  intros l L. rewrite !(proj2 (Nat.leb_gt _ _)) by lia. reflexivity.
Qed.
Lemma no_event (A : nat -> Prop) : (forall w, ~ A w) -> event geometric A.
Proof.
  intros N. exists (mass O (fun _ => false)), (fun _ => false), O. split; [| split; [intros l _ |]; reflexivity].
  intros w. split; [intros W; destruct (N w W) | discriminate].
Qed.
Lemma certain_outcome (A : nat -> Prop) : (forall w, A w) -> at_least geometric A 1.
Proof.
  intros H. exists (fun _ => True), 1. split; [exact (Pr_all _ geometric) |]. split; [auto | apply Qle_refl].
Qed.
Lemma one_outcome (A : nat -> Prop) l : A l -> at_least geometric A (half_to (S l)).
Proof.
  intros H. exists (fun w => w = l), (half_to (S l)). split; [| split; [intros w ->; exact H | apply Qle_refl]].
  exists (fun w => w =? l)%nat, (S l). split; [intros w; rewrite Nat.eqb_eq; reflexivity |].
  split; [intros i L; rewrite !(proj2 (Nat.eqb_neq _ _)) by lia; reflexivity |].
  unfold mass. cbn [before]. rewrite Nat.eqb_refl, (proj2 (Nat.eqb_neq (S l) l)) by lia. unfold if_in.
  assert (Z : before (fun w => w =? l)%nat l == 0); [| lra].
  assert (G : forall k, (k <= l)%nat -> before (fun w => w =? l)%nat k == 0); [| apply G, le_n].
  induction k as [| k IH]; intros L; [reflexivity |]. cbn [before]. rewrite IH, (proj2 (Nat.eqb_neq k l)) by lia.
  reflexivity.
Qed.
