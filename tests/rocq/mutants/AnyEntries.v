(** * D for matrices of which one of the two entries is positive, the other any number, and y_1 >= 0

    The statements of D ask for two positive entries and y_1 > 0.  The larger of the two entries is all that matters. *)

From Coq Require Import ZArith QArith Qabs Lqa Lia PeanoNat List.
From Barriers Require Import OrderedFields Archimedean Algorithms Computation Sharpness Sums Distances Entries.
From Barriers Require Import LinearPrograms.
Open Scope field_scope.

Section Solutions.
Context {K : ordered_field}.
Add Field K_f : (K_field K) (morphism (of_Q_morph K), constants [f_cst], setoid (K_setoid K) (K_ext K)).
Variables (m N : nat) (alpha beta y1 : K).
Let A := program_matrix alpha beta.
Let top := if lt_le_dec alpha beta then beta else alpha.
Hypothesis top_positive : 0 < top.
Hypothesis y1_nonneg : 0 <= y1.

Lemma entry_below j : A O j <= top.
Proof. destruct j as [| [| [| j]]]; unfold A, program_matrix, top in *; destruct (lt_le_dec alpha beta); fra. Qed.

Lemma bound x : feasible m N alpha beta y1 x -> y1 <= top * sum (S (S (S N))) x.
Proof.
  intros [P F]. specialize (F O ltac:(lia)). cbv beta iota in F. rewrite <- F. unfold times. rewrite <- sum_scale.
  apply sum_le. intros j Hj. pose proof (P j Hj). pose proof (entry_below j).
  assert (0 <= (top - A O j) * x j) by (apply mult_le_0_compat; fra). unfold A in *. fra.
Qed.

Lemma slack x : feasible m N alpha beta y1 x -> top * sum (S (S (S N))) x <= y1 ->
  forall j, (j < S (S (S N)))%nat -> A O j < top -> x j == 0.
Proof.
  intros [P F] L j Hj B. specialize (F O ltac:(lia)). cbv beta iota in F.
  pose (gap := fun j => top * x j + - (1) * (A O j * x j)).
  assert (G : forall j, (j < S (S (S N)))%nat -> 0 <= gap j).
  { intros i Hi. unfold gap. pose proof (P i Hi). pose proof (entry_below i). fnra. }
  assert (Z : sum (S (S (S N))) gap <= 0).
  { unfold gap. rewrite sum_plus, !sum_scale. unfold times in F. fold A in F. rewrite F. fra. }
  pose proof (sum_all_zero _ gap G Z j Hj) as E. unfold gap in E. pose proof (P j Hj). fnra.
Qed.

Lemma value : exists u v, 0 <= u /\ 0 <= v /\ alpha * u + beta * v == y1 /\ top * (u + v) == y1.
Proof.
  pose proof (inv_positive top top_positive) as I. unfold top in *.
  destruct (lt_le_dec alpha beta); [exists 0, (y1 / beta) | exists (y1 / alpha), 0]; unfold fdiv;
    repeat split; try fnra; try (apply mult_le_0_compat; fra); field; fra.
Qed.

Lemma pair_feasible u v : 0 <= u -> 0 <= v -> alpha * u + beta * v == y1 -> feasible m N alpha beta y1 (pair u v).
Proof.
  intros U V E. split; [intros [| [| j]] _; simpl; fra |]. intros [| i] _; unfold times; rewrite !sum_first.
  - rewrite sum_zero; [simpl; fra |]. intros. simpl. ring.
  - rewrite sum_zero; [| intros; simpl; ring]. unfold program_matrix.
    destruct (Nat.eqb_spec 0 (S i + 2)); [lia |]. destruct (Nat.eqb_spec 1 (S i + 2)); [lia |]. simpl. ring.
Qed.

Lemma same_feasible x x' : equal (S (S (S N))) x x' -> feasible m N alpha beta y1 x' -> feasible m N alpha beta y1 x.
Proof.
  intros E [P F]. split; [intros j Hj; rewrite (E j Hj); auto |]. intros i Hi. rewrite <- (F i Hi).
  apply sum_same. intros j Hj. rewrite (E j Hj). reflexivity.
Qed.

Theorem solutions_any x : optimal m N alpha beta y1 x <->
  exists u v, equal (S (S (S N))) x (pair u v) /\ 0 <= u /\ 0 <= v /\ top * (u + v) == y1 /\
    (alpha < beta -> u == 0) /\ (beta < alpha -> v == 0).
Proof.
  assert (Sum : forall u v : K, sum (S (S (S N))) (pair u v) == u + v) by (intros; apply pair_sum).
  split.
  - intros [F Min]. destruct value as (u & v & U & V & E & T).
    specialize (Min _ (pair_feasible u v U V E)). rewrite Sum in Min.
    assert (L : top * sum (S (S (S N))) x <= y1) by fnra. pose proof (bound x F).
    assert (Eq : equal (S (S (S N))) x (pair (x O) (x (S O)))).
    { intros [| [| j]] Hj; [reflexivity.. |]. simpl. apply (slack x F L _ Hj). destruct j; simpl; fra. }
    exists (x O), (x (S O)). split; [exact Eq |]. rewrite (equal_sum _ _ _ Eq), Sum in *.
    repeat split; try (apply (proj1 F); lia); try fra; intros C; apply (slack x F); try (exact L || lia);
      try (rewrite (equal_sum _ _ _ Eq), Sum; fra); unfold top; simpl; destruct (lt_le_dec alpha beta); fra.
  - intros (u & v & Eq & U & V & T & Z1 & Z2).
    assert (E : alpha * u + beta * v == y1).
    { rewrite <- T. unfold top. destruct (lt_le_dec alpha beta) as [C | C]; [rewrite (Z1 C); ring |].
      destruct (lt_le_dec beta alpha) as [C' | C']; [rewrite (Z2 C'); ring |].
      assert (EE : alpha == beta) by fra. rewrite EE. ring. }
    split; [apply (same_feasible x (pair u v) Eq), pair_feasible; assumption |].
    intros x' F'. apply bound in F'. rewrite (equal_sum _ _ _ Eq), Sum. apply (mult_le_cancel _ _ top); fra.
Qed.

Theorem decided_any x : optimal_bool alpha beta y1 N x = true <-> optimal m N alpha beta y1 x.
Proof.
  rewrite solutions_any. unfold optimal_bool.
  rewrite !Bool.andb_true_iff, pair_decided, !implies_decided, !le_bool_iff, eq_bool_iff. fold top. split.
  - intros H. exists (x O), (x 1%nat). intuition.
  - intros (u & v & Eq & H). pose proof (Eq O ltac:(lia)) as E0. pose proof (Eq 1%nat ltac:(lia)) as E1.
    simpl in E0, E1. destruct H as (U & V & Sum & Z1 & Z2).
    repeat apply conj; [| intros; rewrite ?E0, ?E1; auto ..].
    intros [| [| j]] Hj; [reflexivity.. |]. apply (Eq (S (S j)) Hj).
Qed.
End Solutions.
