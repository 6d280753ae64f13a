(** * Finite sums, vectors and matrices over the rationals

    Vectors and matrices are functions of indices that start at 0; only those below the dimensions matter.  Nothing here
    is deep: the lemmas are those that C0, C1 and D need.

    Idea.  Induction on the number of terms. *)

From Coq Require Import QArith Qabs Lqa Lia PeanoNat List.
Open Scope Q_scope.

(** ** Finite sums *)

Fixpoint sum (n : nat) (f : nat -> Q) : Q := match n with O => 0 | S n => sum n f + f n end.

Lemma sum_same n f g : (forall i, (i < n)%nat -> f i == g i) -> sum n f == sum n g.
Proof. induction n as [| n IH]; intros E; simpl; [lra |]. rewrite (E n), IH by auto. lra. Qed.

Lemma sum_zero n f : (forall i, (i < n)%nat -> f i == 0) -> sum n f == 0.
Proof. induction n as [| n IH]; intros E; simpl; [lra |]. rewrite (E n), IH by auto. lra. Qed.

Lemma sum_le n f g : (forall i, (i < n)%nat -> f i <= g i) -> sum n f <= sum n g.
Proof.
  induction n as [| n IH]; intros E; simpl; [lra |]. assert (f n <= g n) by auto.
  assert (sum n f <= sum n g) by auto. lra.
Qed.

Lemma sum_plus n f g : sum n (fun i => f i + g i) == sum n f + sum n g.
Proof. induction n as [| n IH]; simpl; [lra |]. rewrite IH. ring. Qed.

Lemma sum_scale n c f : sum n (fun i => c * f i) == c * sum n f.
Proof. induction n as [| n IH]; simpl; [lra |]. rewrite IH. ring. Qed.

Lemma sum_first n f : sum (S n) f == f O + sum n (fun i => f (S i)).
Proof. induction n as [| n IH]; [simpl; lra |]. change (sum (S n) f + f (S n) == f O + sum (S n) (fun i => f (S i))).
  rewrite IH. simpl. ring. Qed.

Lemma sum_swap n m (f : nat -> nat -> Q) :
  sum n (fun i => sum m (fun j => f i j)) == sum m (fun j => sum n (fun i => f i j)).
Proof.
  induction n as [| n IH]; simpl; [symmetry; apply sum_zero; reflexivity |]. rewrite IH, <- sum_plus. reflexivity.
Qed.

(** Terms [>= 0] with a sum [<= 0] vanish. *)
Lemma sum_all_zero n f : (forall i, (i < n)%nat -> 0 <= f i) -> sum n f <= 0 -> forall i, (i < n)%nat -> f i == 0.
Proof.
  induction n as [| n IH]; intros P L i Hi; [lia |]. simpl in L.
  assert (0 <= f n) by auto. assert (0 <= sum n f).
  { rewrite <- (sum_zero n (fun _ => 0)) by reflexivity. apply sum_le. auto. }
  destruct (Nat.eq_dec i n) as [-> | Ne]; [lra |]. apply IH; [auto | lra | lia].
Qed.

(** ** Inequalities *)

Lemma square_nonneg a : 0 <= a * a.
Proof. nra. Qed.

Lemma square_le a b : 0 <= b -> a * a <= b * b -> - b <= a <= b.
Proof. intros B L. split; apply Qnot_lt_le; intros C; nra. Qed.

Lemma mult_le_cancel a b c : 0 < c -> c * a <= c * b -> a <= b.
Proof. intros C L. apply Qnot_lt_le; intros D. nra. Qed.

(** ** Vectors and matrices *)

Definition vector := nat -> Q.
Definition matrix := nat -> nat -> Q.

Definition l1 (N : nat) (x : vector) : Q := sum N (fun j => Qabs (x j)).
Definition times (N : nat) (A : matrix) (x : vector) : vector := fun i => sum N (fun j => A i j * x j).
Definition square (m : nat) (v : vector) : Q := sum m (fun i => v i * v i).
Definition residual (N : nat) (A : matrix) (y x : vector) : vector := fun i => times N A x i - y i.

(** The first unit vector. *)
Definition e1 : vector := fun i => match i with O => 1 | S _ => 0 end.

(** [x e_1 + z e_2] *)
Definition pair (x z : Q) : vector := fun j => match j with O => x | S O => z | _ => 0 end.

Definition equal (N : nat) (x z : vector) : Prop := forall j, (j < N)%nat -> x j == z j.

Lemma pair_sum N x z : sum (S (S N)) (pair x z) == x + z.
Proof. rewrite !sum_first, sum_zero by reflexivity. simpl. ring. Qed.

Lemma equal_sum N x z : equal N x z -> sum N x == sum N z.
Proof. apply sum_same. Qed.

(** ** What computes *)

Lemma pair_decided N x : forallb (fun j => Qeq_bool (x j) 0) (seq 2 N) = true <->
  equal (S (S N)) x (pair (x O) (x 1%nat)).
Proof.
  rewrite forallb_forall. split.
  - intros H [| [| j]] Hj; [reflexivity.. |]. apply Qeq_bool_iff, H, in_seq. lia.
  - intros E j Hj. apply in_seq in Hj. apply Qeq_bool_iff. rewrite (E j) by lia. destruct j as [| [| j]]; lia || reflexivity.
Qed.

Lemma implies_decided a b x : Qle_bool b a || Qeq_bool x 0 = true <-> (a < b -> x == 0).
Proof.
  rewrite Bool.orb_true_iff, Qle_bool_iff, Qeq_bool_iff. destruct (Qlt_le_dec a b); intuition lra.
Qed.
