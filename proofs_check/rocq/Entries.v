(** * Fork families that differ in two entries of a matrix

    The inputs of C1 and D are pairs (A, y), known through the readings of their entries.  All entries but the first two
    of the first row are fixed: iota_0 = (top, top), iota^1_n = (top, top - 4^-n), iota^2_n = (top - 4^-n, top).  The
    entries lie in any ordered field.

    Idea.  Only two evaluations depend on the input, and move by 4^-n: so the members are within 4^-n of the limit, and
    comparing the two entries tells the branches apart. *)

From Coq Require Import ZArith QArith Qabs Lqa Lia PeanoNat.
From Barriers Require Import OrderedFields Archimedean Algorithms Computation Sums Distances.
Open Scope field_scope.

Section Families.
Context {K : ordered_field}.

(** ** Data of a pair (A, y), and the fork of a pair of entries *)

(** Evaluation k: the entries of A row by row, then those of y. *)
Definition data (m N : nat) (A : nat -> nat -> K) (y : nat -> K) (k : nat) : K :=
  if (k <? m * N)%nat then A (k / N)%nat (k mod N)%nat else y (k - m * N)%nat.

(** 4^-n *)
Definition quarter (n : nat) : K := fpower $(1 # 4) n.

Lemma quarter_positive n : 0 < quarter n.
Proof. apply fpower_positive. fra. Qed.

Lemma quarter_S n : quarter (S n) == $(1 # 4) * quarter n.
Proof. reflexivity. Qed.

Lemma quarter_power n : quarter n == of_Q (power (1 # 4) n).
Proof.
  induction n as [| n IH]; [reflexivity |]. rewrite quarter_S, IH. symmetry. apply (Ring_theory.morph_mul (of_Q_morph K)).
Qed.

(** iota_0 = (top, top), iota^1_n = (top, top - 4^-n), iota^2_n = (top - 4^-n, top). *)
Definition first_entry (top : K) (iota : fork) : K :=
  match iota with Member Two n => top - quarter n | _ => top end.
Definition second_entry (top : K) (iota : fork) : K :=
  match iota with Member One n => top - quarter n | _ => top end.

(** The matrices depend on the two entries in the first row alone. *)
Definition depends_on_two (A : K -> K -> nat -> nat -> K) : Prop :=
  forall alpha beta, A alpha beta O O = alpha /\ A alpha beta O 1%nat = beta /\
  forall i j alpha' beta', (i, j) <> (O, O) -> (i, j) <> (O, 1%nat) -> A alpha beta i j = A alpha' beta' i j.

Section Entries.
Variables (m N : nat) (A : K -> K -> nat -> nat -> K) (y : nat -> K) (top : K).
Hypothesis A_depends : depends_on_two A.

(** [m + 1] rows and [N + 2] columns. *)
Definition evaluation (iota : fork) : nat -> K :=
  data (S m) (S (S N)) (A (first_entry top iota) (second_entry top iota)) y.

Lemma evaluation_zero iota : evaluation iota O = first_entry top iota.
Proof.
  unfold evaluation, data. destruct (Nat.ltb_spec 0 (S m * S (S N))); [| simpl in *; lia].
  rewrite Nat.div_small, Nat.mod_small by lia. apply (proj1 (A_depends _ _)).
Qed.

Lemma evaluation_one iota : evaluation iota 1%nat = second_entry top iota.
Proof.
  unfold evaluation, data. destruct (Nat.ltb_spec 1 (S m * S (S N))); [| simpl in *; lia].
  rewrite Nat.div_small, Nat.mod_small by lia. apply (proj1 (proj2 (A_depends _ _))).
Qed.

Lemma evaluation_close i n k : fabs (evaluation (Member i n) k - evaluation Limit k) <= quarter n.
Proof.
  pose proof (quarter_positive n) as P. unfold evaluation, data.
  destruct (k <? _)%nat; [| apply abs_le_condition; fra].
  set (r := (k / S (S N))%nat). set (j := (k mod S (S N))%nat).
  destruct (A_depends (first_entry top (Member i n)) (second_entry top (Member i n))) as (E1 & E2 & E3).
  destruct (A_depends (first_entry top Limit) (second_entry top Limit)) as (F1 & F2 & _).
  destruct r as [| r]; [destruct j as [| [| j]] |]; [rewrite E1, F1 | rewrite E2, F2 | |];
    try (rewrite (E3 _ _ (first_entry top Limit) (second_entry top Limit)) by congruence);
    apply abs_le_condition; destruct i; simpl; fra.
Qed.

Lemma lowered_lt n : top - quarter n < top.
Proof. pose proof (quarter_positive n). fra. Qed.

(** The entries tell the two branches apart. *)
Lemma one_larger n : evaluation (Member One n) 1%nat < evaluation (Member One n) O.
Proof. rewrite evaluation_zero, evaluation_one. apply lowered_lt. Qed.

Lemma two_larger n : evaluation (Member Two n) O < evaluation (Member Two n) 1%nat.
Proof. rewrite evaluation_zero, evaluation_one. apply lowered_lt. Qed.
End Entries.

Lemma quarter_decreases n k : (n <= k)%nat -> quarter k <= quarter n.
Proof. induction 1 as [| k H IH]; [apply le_refl |]. rewrite quarter_S. pose proof (quarter_positive k). fra. Qed.

Lemma lowered_nonneg top first n : quarter first <= top -> (first <= n)%nat -> 0 <= top - quarter n.
Proof. intros L H. pose proof (quarter_decreases first n H). fra. Qed.

(** 4^-n tends to 0 in an Archimedean field: n 4^-n < 1. *)
Lemma quarter_times n : @of_Z K (Z.of_nat n) * quarter n < 1.
Proof.
  induction n as [| n IH]; [simpl Z.of_nat; change (@of_Z K 0) with (0 : K); pose proof (quarter_positive 0); fra |].
  rewrite Nat2Z.inj_succ, <- Z.add_1_r, of_Z_plus, quarter_S. change (@of_Z K 1) with (1 : K).
  pose proof (quarter_decreases 0 n ltac:(lia)) as L. change (quarter 0) with (1 : K) in L. fra.
Qed.

(** A number kappa with 2 alpha < kappa <= 2^{1/p} c, where (2 alpha)^p < 2 c^p. *)
Lemma kappa_exists p (a c : K) : 0 <= a -> fpower ($2 * a) p < $2 * fpower c p ->
  exists kappa, $2 * a < kappa /\ 0 <= kappa /\ fpower kappa p <= $2 * fpower c p.
Proof.
  intros A L. destruct (power_room ($2 * a) _ p ltac:(fra) L) as (z & Z & H). exists z. repeat split; fra.
Qed.
End Families.

Lemma quarter_vanishes {K : archimedean_field} (e : K) : 0 < e -> exists n, quarter n < e.
Proof.
  intros He. exists (Z.to_nat (ceiling (1 / e))). set (n := Z.to_nat (ceiling (1 / e))).
  assert (U : 1 / e <= @of_Z K (Z.of_nat n)).
  { apply (le_trans _ _ _ (ceiling_above K (1 / e))), of_Z_le. unfold n. lia. }
  pose proof (quarter_times (K := K) n) as T. pose proof (inv_positive e He) as I.
  pose proof (mult_inv_r e ltac:(fra)) as E.
  apply lt_not_le. intros L. unfold fdiv in *. set (z := @of_Z K (Z.of_nat n)) in *. set (q := quarter n) in *.
  assert (0 <= z * (q - e)) by (apply mult_le_0_compat; fra).
  assert (0 <= (z - 1 * / e) * e) by (apply mult_le_0_compat; fra). fra.
Qed.

(** ** For rational numbers, in the words of Algorithms.v *)

Open Scope Q_scope.

Lemma quarter_rational n : quarter n = power (1 # 4) n.
Proof. reflexivity. Qed.

Ltac in_rationals := in_Q; try change (@quarter Q_field) with (power (1 # 4)) in *.

Lemma evaluation_close_rational m N A y (top : Q) : depends_on_two A -> forall i n k,
  Qabs (evaluation m N A y top (Member i n) k - evaluation m N A y top Limit k) <= power (1 # 4) n.
Proof. intros D i n k. rewrite <- abs_rational. apply (evaluation_close m N A y top D). Qed.

Lemma kappa_between p (a c : Q) : 0 <= a -> power (2 * a) p < 2 * power c p ->
  exists kappa, 2 * a < kappa /\ 0 <= kappa /\ power kappa p <= 2 * power c p.
Proof. exact (@kappa_exists Q_field p a c). Qed.
