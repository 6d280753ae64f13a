(** * Inner products of images, where the columns are those of two orthonormal bases with inner products of at most mu

    For A = [U | V] the images of two vectors supported on S and T have the inner product of the vectors, up to
    mu (|x_S1|_1 |x_T2|_1 + |x_S2|_1 |x_T1|_1), with the indices of U called 1 and those of V called 2. *)

From Coq Require Import ZArith QArith Lia PeanoNat List Setoid Morphisms.
From Barriers Require Import OrderedFields LinearSystems Lengths Recovery Isometries Hadamard.
Import ListNotations.
Open Scope field_scope.

Section Bases.
Context {K : ordered_field}.
Add Field K_f : (K_field K) (morphism (of_Q_morph K), constants [f_cst], setoid (K_setoid K) (K_ext K)).
Variables (m N : nat) (A : nat -> nat -> K) (first : nat -> bool) (mu : K).
Hypothesis mu_nonneg : 0 <= mu.
Hypothesis coherent : forall j l, (j < N)%nat -> (l < N)%nat ->
  fabs (gram m A j l - unit_entry j l) <= if Bool.eqb (first j) (first l) then 0 else mu.

(** |x_S1|_1 and |x_S2|_1 *)
Definition of_basis (b : bool) (S : list nat) : list nat := filter (fun j => Bool.eqb (first j) b) S.
Definition in_basis (b : bool) (S : list nat) (x : nat -> K) : K := norm1 (of_basis b S) x.

Lemma in_basis_over b S x : in_basis b S x == over S (fun j => if Bool.eqb (first j) b then fabs (x j) else 0).
Proof.
  unfold in_basis, of_basis, norm1. induction S as [| j S IH]; [reflexivity |]. simpl.
  destruct (Bool.eqb (first j) b); simpl; rewrite IH; ring.
Qed.

Lemma in_basis_nonneg b S x : 0 <= in_basis b S x.
Proof. apply norm1_nonneg. Qed.

Lemma in_both S x : norm1 S x == in_basis true S x + in_basis false S x.
Proof.
  rewrite !in_basis_over, <- over_plus. apply over_same. intros j _. destruct (first j); simpl; ring.
Qed.

Lemma double x S T : (forall j, In j S -> (j < N)%nat) -> (forall j, In j T -> (j < N)%nat) ->
  over T (fun j => over S (fun l => fabs (x j * x l * (gram m A j l - unit_entry j l)))) <=
  mu * (in_basis true S x * in_basis false T x + in_basis false S x * in_basis true T x).
Proof.
  intros BS BT. apply (le_trans _ (over T (fun j => mu * (fabs (x j) * in_basis (negb (first j)) S x)))).
  - apply over_le. intros j Hj. rewrite in_basis_over, <- !over_scale. apply over_le. intros l Hl.
    specialize (coherent j l (BT j Hj) (BS l Hl)). rewrite !abs_mult.
    pose proof (mult_nonneg _ _ (abs_nonneg (x j)) (abs_nonneg (x l))) as X.
    set (g := fabs (gram m A j l - unit_entry j l)) in *.
    assert (Y : 0 <= fabs (x j) * fabs (x l) * ((if Bool.eqb (first j) (first l) then 0 else mu) - g))
      by (apply mult_nonneg; fra).
    destruct (first j), (first l); simpl in *; fra.
  - rewrite over_scale. assert (E : over T (fun j => fabs (x j) * in_basis (negb (first j)) S x) ==
      in_basis true S x * in_basis false T x + in_basis false S x * in_basis true T x); [| rewrite E; apply le_refl].
    rewrite (in_basis_over false T), (in_basis_over true T), <- !over_scale, <- over_plus. apply over_same.
    intros j _. destruct (first j); simpl; ring.
Qed.

Let rows := below m.
Let on S x := image N A (restricted S x).

Lemma cross x S T : NoDup S -> NoDup T -> (forall j, In j S -> (j < N)%nat) -> (forall j, In j T -> (j < N)%nat) ->
  dot rows (on S x) (on T x) == over T (fun j => over S (fun l => x j * x l * gram m A j l)).
Proof.
  intros DS DT BS BT. unfold on, rows. rewrite (cross_sum m N A x S T DT BT). apply over_same. intros j _.
  rewrite <- over_scale.
  rewrite (over_same (below m) _ (fun i => over S (fun l => x j * x l * (A i j * A i l)))).
  - rewrite over_swap. apply over_same. intros l _. rewrite over_scale. reflexivity.
  - intros i _. unfold image. rewrite (restricted_over N S x (A i) DS BS), <- over_scale, <- over_scale.
    apply over_same. intros. ring.
Qed.

Lemma cross_near x S T : NoDup S -> NoDup T -> (forall j, In j S -> (j < N)%nat) ->
  (forall j, In j T -> (j < N)%nat) ->
  fabs (dot rows (on S x) (on T x) - over T (fun j => over S (fun l => x j * x l * unit_entry j l))) <=
  mu * (in_basis true S x * in_basis false T x + in_basis false S x * in_basis true T x).
Proof.
  intros DS DT BS BT. rewrite (cross x S T DS DT BS BT), <- over_minus.
  apply (le_trans _ (over T (fun j => over S (fun l => fabs (x j * x l * (gram m A j l - unit_entry j l))))));
    [| apply double; assumption].
  apply over_abs. intros j _. rewrite <- over_minus. apply over_abs. intros l _.
  assert (E : x j * x l * gram m A j l - x j * x l * unit_entry j l == x j * x l * (gram m A j l - unit_entry j l))
    by ring.
  rewrite E. apply le_refl.
Qed.

(** |Ax_S|^2 >= |x_S|^2 - 2 mu |x_S1|_1 |x_S2|_1 *)
Lemma own x S : NoDup S -> (forall j, In j S -> (j < N)%nat) ->
  dot S x x - $2 * mu * (in_basis true S x * in_basis false S x) <= dot rows (on S x) (on S x).
Proof.
  intros D B. pose proof (cross_near x S S D D B B) as C.
  assert (E : over S (fun j => over S (fun l => x j * x l * unit_entry j l)) == dot S x x).
  { apply over_same. intros j Hj. rewrite (over_same S _ (fun l => unit_entry j l * (x j * x l))) by (intros; ring).
    rewrite (over_pick S (fun l => x j * x l) j D Hj). reflexivity. }
  rewrite E in C. pose proof (abs_spec (dot rows (on S x) (on S x) - dot S x x)). fra.
Qed.

(** |<Ax_S, Ax_T>| <= mu (|x_S1|_1 |x_T2|_1 + |x_S2|_1 |x_T1|_1), where S and T have no index in common. *)
Lemma apart x S T : NoDup (S ++ T) -> (forall j, In j (S ++ T) -> (j < N)%nat) ->
  fabs (dot rows (on S x) (on T x)) <=
  mu * (in_basis true S x * in_basis false T x + in_basis false S x * in_basis true T x).
Proof.
  intros D B. apply distinct_app in D as (DS & DT & Ap).
  assert (BS : forall j, In j S -> (j < N)%nat) by (intros; apply B, in_or_app; auto).
  assert (BT : forall j, In j T -> (j < N)%nat) by (intros; apply B, in_or_app; auto).
  pose proof (cross_near x S T DS DT BS BT) as C.
  assert (Z : over T (fun j => over S (fun l => x j * x l * unit_entry j l)) == 0).
  { apply over_zero. intros j Hj. apply over_zero. intros l Hl. unfold unit_entry.
    destruct (Nat.eqb_spec j l); [subst; exfalso; eapply Ap; eassumption | ring]. }
  assert (E : dot rows (on S x) (on T x) - over T (fun j => over S (fun l => x j * x l * unit_entry j l)) ==
    dot rows (on S x) (on T x)) by (rewrite Z; ring).
  rewrite E in C. exact C.
Qed.
End Bases.
