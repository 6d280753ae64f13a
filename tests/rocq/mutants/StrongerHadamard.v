(** * Mutants of E3's matrix [I | 2^-k H] that hold

    H of a larger order has H in its corner ([corner]), so that it may be named by a larger number.  The inner products
    of two columns of different bases are 2^-k or -2^-k, not just at most 2^-k ([columns_equal]). *)

From Coq Require Import ZArith QArith Lia PeanoNat List Setoid Morphisms Permutation.
From Barriers Require Import OrderedFields LinearSystems Lengths Recovery Isometries Hadamard.
From Mutants Require Import Verdicts.
Import ListNotations.
Open Scope field_scope.

Section Matrix.
Context {K : ordered_field}.
Add Field K_f : (K_field K) (morphism (of_Q_morph K), constants [f_cst], setoid (K_setoid K) (K_ext K)).

(** ** H in the corner of a larger one *)

Lemma column_0 n : forall i, hadamard (K := K) n i 0 == 1.
Proof. induction n as [| n IH]; intros i; simpl; [reflexivity |]. rewrite IH, Bool.andb_false_r. ring. Qed.

Lemma corner n p : forall i j, (j < 2 ^ n)%nat -> hadamard (K := K) (n + p) i j == hadamard n i j.
Proof.
  induction n as [| n IH]; intros i j L.
  - simpl in *. assert (j = O) as -> by lia. apply column_0.
  - cbn [Nat.add hadamard]. rewrite IH; [reflexivity |]. rewrite Nat.div2_div. apply Nat.div_lt_upper_bound; [lia |].
    change (2 ^ S n)%nat with (2 * 2 ^ n)%nat in L. exact L.
Qed.

Lemma larger k (h : K) i j : (j < 2 * 2 ^ (2 * k))%nat ->
  two_bases (2 ^ (2 * k)) (3 * k) h i j == two_bases (2 ^ (2 * k)) (2 * k) h i j.
Proof.
  intros L. unfold two_bases. destruct (Nat.ltb_spec j (2 ^ (2 * k))); [reflexivity |].
  replace (3 * k)%nat with (2 * k + k)%nat by lia. rewrite corner by lia. reflexivity.
Qed.

(** ** Powers *)

Lemma at_least_1 n k : (1 <= n)%nat -> (1 <= n ^ k)%nat.
Proof. intros. pose proof (Nat.pow_nonzero n k). lia. Qed.
Lemma powers a b k l : (1 <= a <= b)%nat -> (k <= l)%nat -> (a ^ k <= b ^ l)%nat.
Proof.
  intros H L. apply (Nat.le_trans _ (a ^ l)); [apply Nat.pow_le_mono_r; lia | apply Nat.pow_le_mono_l; lia].
Qed.

(** ** The columns *)

Lemma h_at_most_1 k : / number (K := K) (2 ^ k) <= 1.
Proof.
  pose proof (h_positive (K := K) k) as P. pose proof (number_le (K := K) 1 (2 ^ k) (at_least_1 2 k ltac:(lia))) as L.
  assert (I : / number (K := K) (2 ^ k) * number (2 ^ k) == 1).
  { apply (finv_left K). assert (0 < number (K := K) (2 ^ k)) by (apply number_positive; pose proof (at_least_1 2 k);
    lia). fra. }
  assert (One : number (K := K) 1 == 1) by (unfold number; simpl; reflexivity).
  assert (0 <= / number (K := K) (2 ^ k) * (number (2 ^ k) - 1)) by (apply mult_nonneg; fra). fra.
Qed.

Lemma columns_equal k j l (m := (2 ^ (2 * k))%nat) (h := / number (2 ^ k) : K) : (j < 2 * m)%nat -> (l < 2 * m)%nat ->
  fabs (gram m (two_bases m (2 * k) h) j l - unit_entry j l) == if Bool.eqb (j <? m)%nat (l <? m)%nat then 0 else h.
Proof.
  intros Hj Hl. pose proof (E3_columns (K := K) k j l Hj Hl) as Le. fold m h in Le.
  set (g := gram m (two_bases m (2 * k) h) j l - unit_entry j l) in *.
  assert (P : 0 < h) by apply h_positive.
  assert (Gr : Bool.eqb (j <? m)%nat (l <? m)%nat = true \/ g == h \/ g == - h).
  { unfold g, gram, two_bases. destruct (Nat.ltb_spec j m), (Nat.ltb_spec l m); simpl; try (left; reflexivity); right.
    - assert (E : over (below m) (fun i => unit_entry (K := K) i j * (h * hadamard (2 * k) i (l - m))) ==
        h * hadamard (2 * k) j (l - m)).
      { rewrite (over_same _ _ (fun i => unit_entry (K := K) j i * (h * hadamard (2 * k) i (l - m)))).
        - rewrite over_pick by (apply below_distinct || apply in_below; assumption). reflexivity.
        - intros i _. unfold unit_entry. rewrite (Nat.eqb_sym i j). reflexivity. }
      assert (U : unit_entry (K := K) j l == 0) by (unfold unit_entry; destruct (Nat.eqb_spec j l);
        [lia | reflexivity]).
      simpl in E |- *. rewrite E, U.
      pose proof (hadamard_sign (K := K) (2 * k) j (l - m)) as X. simpl in X.
      destruct X as [X | X]; rewrite X; [left | right]; ring.
    - assert (E : over (below m) (fun i => h * hadamard (2 * k) i (j - m) * unit_entry (K := K) i l) ==
        h * hadamard (2 * k) l (j - m)).
      { rewrite (over_same _ _ (fun i => unit_entry (K := K) l i * (h * hadamard (2 * k) i (j - m)))).
        - rewrite over_pick by (apply below_distinct || apply in_below; assumption). reflexivity.
        - intros i _. unfold unit_entry. rewrite (Nat.eqb_sym i l). destruct (l =? i)%nat; ring. }
      assert (U : unit_entry (K := K) j l == 0) by (unfold unit_entry; destruct (Nat.eqb_spec j l);
        [lia | reflexivity]).
      simpl in E |- *. rewrite E, U.
      pose proof (hadamard_sign (K := K) (2 * k) l (j - m)) as X. simpl in X.
      destruct X as [X | X]; rewrite X; [left | right]; ring. }
  pose proof (abs_spec g) as S. destruct (Bool.eqb (j <? m)%nat (l <? m)%nat).
  - pose proof (abs_nonneg g). fra.
  - destruct Gr as [Gr | [Gr | Gr]]; [discriminate | |]; destruct S as [[S1 S2] | [S1 S2]]; fra.
Qed.

Lemma columns_larger k j l (m := (2 ^ (2 * k))%nat) (h := / number (2 ^ k) : K) : (j < 2 * m)%nat -> (l < 2 * m)%nat ->
  let g := fabs (gram m (two_bases m (2 * k) h) j l - unit_entry j l) in
  g <= (if Bool.eqb (j <? m)%nat (l <? m)%nat then 1 else h) /\
  g <= (if Bool.eqb (j <? m)%nat (l <? m)%nat then 0 else / number (1 ^ k)).
Proof.
  intros Hj Hl g. pose proof (E3_columns (K := K) k j l Hj Hl) as Le. fold m h in Le. fold g in Le. clearbody g.
  assert (Pow : / number (K := K) (1 ^ k) == 1).
  { rewrite Nat.pow_1_l. assert (One : number (K := K) 1 == 1) by reflexivity. rewrite One.
    assert (I : / (1 : K) * 1 == 1) by (apply (finv_left K), one_neq_zero). fra. }
  pose proof (h_at_most_1 k) as H. fold h in H. clearbody h.
  destruct (Bool.eqb _ _); rewrite ?Pow; split; fra.
Qed.

Lemma columns_named k j l (m := (2 ^ (2 * k))%nat) (h := / number (2 ^ k) : K) : (j < 2 * m)%nat -> (l < 2 * m)%nat ->
  fabs (gram m (two_bases m (3 * k) h) j l - unit_entry j l) <= if Bool.eqb (j <? m)%nat (l <? m)%nat then 0 else h.
Proof.
  intros Hj Hl. pose proof (E3_columns (K := K) k j l Hj Hl) as Le. fold m h in Le.
  assert (G : gram m (two_bases m (3 * k) h) j l == gram m (two_bases m (2 * k) h) j l).
  { unfold gram. apply over_same. intros i _. unfold m. rewrite (larger k h i j Hj), (larger k h i l Hl). reflexivity. }
  rewrite G. exact Le.
Qed.

Lemma rows_named k i i' (m := (2 ^ (2 * k))%nat) (h := / number (2 ^ k) : K) : (i < m)%nat -> (i' < m)%nat ->
  over (below (2 * m)) (fun j => two_bases m (3 * k) h i j * two_bases m (2 * k) h i' j) == $2 * unit_entry i i' /\
  over (below (2 * m)) (fun j => two_bases m (2 * k) h i j * two_bases m (3 * k) h i' j) == $2 * unit_entry i i'.
Proof.
  intros Hi Hi'. pose proof (E3_rows (K := K) k i i' Hi Hi') as E. fold m h in E. rewrite <- E.
  split; apply over_same; intros j Hj; apply in_below in Hj; unfold m; rewrite (larger k h _ j Hj); reflexivity.
Qed.
End Matrix.

(** Fewer columns, or rows, than there are. *)
Ltac fewer :=
  match goal with
  | h : (_ < ?a)%nat |- (_ < ?b)%nat =>
      apply (Nat.lt_le_trans _ a); [exact h |];
      first [apply Nat.mul_le_mono_l; apply powers; lia | apply powers; lia]
  end.
Ltac prove_Hadamard_E3_columns :=
  intros;
  first
    [ apply columns_equal; assumption
    | apply E3_columns; first [assumption | fewer]
    | apply columns_larger; assumption
    | apply columns_named; assumption ].
Ltac prove_Hadamard_E3_rows :=
  intros; first [apply E3_rows; first [assumption | fewer] | apply rows_named; assumption].
