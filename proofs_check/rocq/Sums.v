(** * Finite sums, vectors and matrices over every ordered field

    Vectors and matrices are functions of indices that start at 0; only those below the dimensions matter.  Nothing here
    is deep: the lemmas are those that C0, C1 and D need.

    Idea.  Induction on the number of terms. *)

From Coq Require Import ZArith QArith Lia PeanoNat List.
From Barriers Require Import OrderedFields Archimedean.
Open Scope field_scope.

Section Sums.
Context {K : ordered_field}.
Add Field K_f : (K_field K) (morphism (of_Q_morph K), constants [f_cst], setoid (K_setoid K) (K_ext K)).

(** ** Finite sums *)

Fixpoint sum (n : nat) (f : nat -> K) : K := match n with O => 0 | S n => sum n f + f n end.

Lemma sum_same n f g : (forall i, (i < n)%nat -> f i == g i) -> sum n f == sum n g.
Proof. induction n as [| n IH]; intros E; simpl; [fra |]. rewrite (E n), IH by auto. fra. Qed.

Lemma sum_zero n f : (forall i, (i < n)%nat -> f i == 0) -> sum n f == 0.
Proof. induction n as [| n IH]; intros E; simpl; [fra |]. rewrite (E n), IH by auto. fra. Qed.

Lemma sum_le n f g : (forall i, (i < n)%nat -> f i <= g i) -> sum n f <= sum n g.
Proof.
  induction n as [| n IH]; intros E; simpl; [fra |]. assert (f n <= g n) by auto.
  assert (sum n f <= sum n g) by auto. fra.
Qed.

Lemma sum_plus n f g : sum n (fun i => f i + g i) == sum n f + sum n g.
Proof. induction n as [| n IH]; simpl; [fra |]. rewrite IH. ring. Qed.

Lemma sum_scale n c f : sum n (fun i => c * f i) == c * sum n f.
Proof. induction n as [| n IH]; simpl; [fra |]. rewrite IH. ring. Qed.

Lemma sum_first n f : sum (S n) f == f O + sum n (fun i => f (S i)).
Proof.
  induction n as [| n IH]; [simpl; fra |].
  change (sum (S n) f + f (S n) == f O + sum (S n) (fun i => f (S i))). rewrite IH. simpl. ring.
Qed.

Lemma sum_swap n m (f : nat -> nat -> K) :
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
  destruct (Nat.eq_dec i n) as [-> | Ne]; [fra |]. apply IH; [auto | fra | lia].
Qed.

(** ** Inequalities *)

Lemma square_nonneg (a : K) : 0 <= a * a.
Proof. fnra. Qed.

Lemma square_le (a b : K) : 0 <= b -> a * a <= b * b -> - b <= a <= b.
Proof. intros B L. split; apply le_not_lt; intros C; fnra. Qed.

Lemma mult_le_cancel (a b c : K) : 0 < c -> c * a <= c * b -> a <= b.
Proof. intros C L. apply le_not_lt; intros D. fnra. Qed.

Lemma mult_le_left (a b c : K) : 0 < c -> a <= b -> c * a <= c * b.
Proof. intros C L. fnra. Qed.

Lemma mult_cancel (a b c : K) : 0 < c -> c * a == c * b -> a == b.
Proof. intros C E. apply le_antisym; apply (mult_le_cancel _ _ c C); fra. Qed.

Lemma mult_commutes (a b : K) : a * b == b * a.
Proof. ring. Qed.

(** ** Vectors and matrices *)

Definition l1 (N : nat) (x : nat -> K) : K := sum N (fun j => fabs (x j)).
Definition times (N : nat) (A : nat -> nat -> K) (x : nat -> K) : nat -> K := fun i => sum N (fun j => A i j * x j).
Definition square (m : nat) (v : nat -> K) : K := sum m (fun i => v i * v i).
Definition residual (N : nat) (A : nat -> nat -> K) (y x : nat -> K) : nat -> K := fun i => times N A x i - y i.

(** The first unit vector. *)
Definition e1 : nat -> K := fun i => match i with O => 1 | S _ => 0 end.

(** [x e_1 + z e_2] *)
Definition pair (x z : K) : nat -> K := fun j => match j with O => x | S O => z | _ => 0 end.

Definition equal (N : nat) (x z : nat -> K) : Prop := forall j, (j < N)%nat -> x j == z j.

Lemma pair_sum N x z : sum (S (S N)) (pair x z) == x + z.
Proof. rewrite !sum_first, sum_zero by reflexivity. simpl. ring. Qed.

Lemma equal_sum N x z : equal N x z -> sum N x == sum N z.
Proof. apply sum_same. Qed.

(** ** What computes *)

Lemma pair_decided N (x : nat -> K) : forallb (fun j => eq_bool (x j) 0) (seq 2 N) = true <->
  equal (S (S N)) x (pair (x O) (x 1%nat)).
Proof.
  rewrite forallb_forall. split.
  - intros H [| [| j]] Hj; [reflexivity.. |]. apply eq_bool_iff, H, in_seq. lia.
  - intros E j Hj. apply in_seq in Hj. apply eq_bool_iff. rewrite (E j) by lia.
    destruct j as [| [| j]]; lia || reflexivity.
Qed.

Lemma implies_decided (a b x : K) : le_bool b a || eq_bool x 0 = true <-> (a < b -> x == 0).
Proof.
  rewrite Bool.orb_true_iff, le_bool_iff, eq_bool_iff. destruct (lt_le_dec a b); intuition fra.
Qed.
End Sums.

(** Vectors and matrices of rational numbers. *)
Definition vector := nat -> Q.
Definition matrix := nat -> nat -> Q.
