(** * Mutants of C1 (ii) and (iii), and of its sharpness *)

From Coq Require Import QArith Qabs List Lqa Lia PeanoNat.
From Barriers Require Import OrderedFields Archimedean Algorithms Computation Sharpness.
From Barriers Require Import Sums Optimisation Distances Entries Digits.
From Mutants Require Import Verdicts Coordinates LargestEntry StrongerDigits RefuteDigitsInputs.
From Mutants Require RefuteComputation RefuteSharpness RefuteLinearPrograms.
Import ListNotations.
Open Scope Q_scope.

(** ** (iii): no further entry, no input and no first index matters *)

Lemma attains_two o (G : vector -> Prop) n t : ~ attains o G n t 2.
Proof. intros A. apply attains_le_one in A. lra. Qed.
(** For P3 with lambda = 1/4 and the weak entry 3/8 the midpoint is 4/3 (1, 1). *)
Lemma midpoint_far : ~ correct (P3 (1 # 4)) 0 0 none none 64 (3 # 8) (tenth 0) (Weak One 1) (midpoint (8 # 3)).
Proof.
  apply (alone_wrong (P3 (1 # 4)) 0 none none (3 # 8) (Member One 1) (3 # 8) 1 0) with (j := 1%nat); try shown; lia.
Qed.
Ltac refute_Digits_C1_no_reading m :=
  first
    [ specialize (m p1 O O O none none 64 6 1%nat 1%nat); met_by ltac:(fun _ => shown) m;
      specialize (m (Strong Limit) (fun _ _ => 0) I); exact (attains_two _ _ _ _ m)
    | specialize (m (P3 (K := Q_field) (1 # 4)) O O O none none 64 (3 # 8) 1%nat 1%nat); met_by ltac:(fun _ => shown) m;
      specialize (m (Weak One 1) (fun _ _ => 0) (le_n 1)); apply attains_output_inv in m as [m | m]; [lra | exact (midpoint_far m)] ].

Ltac is_admitted :=
  first
    [ assumption
    | match goal with A : admitted ?p ?a, L : ?a < ?T |- admitted ?p ?T => exact (admitted_above (K := Q_field) p a T A (Qlt_le_weak _ _ L)) end ].
Ltac smaller_coefficient :=
  first
    [ eapply window_order; eassumption
    | apply (coefficient_decreases (K := Q_field)); [is_admitted | apply Qlt_le_weak; assumption] ].
Ltac prove_Digits_C1_no_reading :=
  intros p k m N b g strong weak f1 f2; intros;
  first
    [ constructor 1; lra
    | let go := (apply no_reading_any; [assumption | is_admitted | is_admitted | smaller_coefficient]) in
      first [go | eapply (attains_weaken _ _ _ O 1); [intros ? h; exact h | lia | go]]
    | eapply no_reading_weak; eassumption ].

(** ** (ii), the bound *)

Lemma power_later r f n : 1 # 4 <= r -> (f <= n)%nat -> power (1 # 4) n <= power r f.
Proof.
  intros R H. eapply Qle_trans; [| apply (RefuteComputation.power_grows (1 # 4) r f); lra].
  induction H as [| n H IH]; [apply Qle_refl |]. cbn [power]. assert (0 < power (1 # 4) n) by (apply power_positive; lra). lra.
Qed.
Ltac prove_Digits_C1_levels :=
  cbv zeta; intros p k m N b g strong weak f; intros;
  match goal with
  | R : reads_to (digits_information _ _ _ _ _ _ (Weak ?i ?n)) ?l ?t, F : power ?r f <= weak |- ?q <= _ =>
      apply (levels_any p k m N b g strong weak i l n t q); try assumption; try lia;
      eapply Qle_trans; [apply (power_later r f n); [lra | lia] | exact F]
  end.

(** The coin is right on both branches; so is the reader, and on the one branch the corner. *)
Definition corner (x y : Q) : vector := pair (K := Q_field) x y.
Definition at_6 (i : branch) : oracle := digits_information 0 0 none none 64 6 (Weak i 1).
Definition right_6 (i : branch) : vector -> Prop := correct p1 0 0 none none 64 6 (tenth 1) (Weak i 1).
Lemma coin_at_6 i : probability_at_least (at_6 i) (right_6 i) (1 # 2) (one_of 6).
Proof. apply (fork_sharp 6 (tenth 1) (Member i 1)); [reflexivity | discriminate | exact (le_n 1)]. Qed.
Lemma corner_at_6 i : right_6 i (match i with One => corner (1 # 6) 0 | Two => corner 0 (1 # 6) end).
Proof.
  apply exactly; [discriminate |].
  pose proof (tied_member p1 0 0 none none 6 ltac:(split; reflexivity) ltac:(intros j; split; [apply Qle_refl | discriminate])
    1 (Member i 1) ltac:(discriminate) (le_n 1)) as [_ T].
  destruct i; exact T.
Qed.
Lemma output_at_6 : probability_at_least (at_6 One) (right_6 One) 1 (Output (corner (1 # 6) 0)).
Proof. apply surely; [apply Qle_refl | exact (corner_at_6 One)]. Qed.
Lemma reader_at_6 i : probability_at_least (at_6 i) (right_6 i) 1 (asked 6).
Proof.
  destruct (reader_right (digits_evaluation 0 0 none none 64 6 (Weak i 1)) (at_6 i) (right_6 i) 0 1 (corner (1 # 6) 0) (corner 0 (1 # 6)))
    as [n A].
  - apply (C1_admissible 0 0 none none 64 6 1 1 (le_n 1) (le_n 1)). exact (le_n 1).
  - pose proof (corner_at_6 i). destruct i; [left | right]; (split; [reflexivity | assumption]).
  - apply (attains_at_least _ _ n). exact A.
Qed.

(** A further entry that is as large as the others, column 3 alone, is right on both branches. *)
Lemma tie_at_6 i : correct p1 0 1 none (third 6) 64 6 (tenth 1) (Weak i 1) (unit (K := Q_field) 2 (1 * (1 # 6))).
Proof.
  apply exactly; [discriminate |].
  apply (largest_right p1 1 none (third 6) 6 (Member i 1) 6 1 2); try shown.
  destruct i; shown.
Qed.

Lemma lambda_7 i : correct (P3 7) 0 0 none none 64 6 (tenth 1) (Weak i 1) origin.
Proof. apply exactly; [discriminate |]. apply (lambda_right 7 6 (Member i 1)). split; discriminate. Qed.

(** P1 with the entry 5^-5, where 4^-5 is more than twice as large: solutions are shorter than c, and 0 is near them. *)
Definition p1_near : program := P1 (18749 # 18750).
Lemma lowered_near i : correct p1_near 0 0 none none 64 (1 # 3125) (tenth 1) (Weak i 5) origin.
Proof.
  set (a := (2101 # 3200000)).
  destruct i.
  - apply (diagonal_near p1_near 0 0 none none _ _ 1 a 0 (tenth 1)); try discriminate; [lia | repeat split; discriminate].
  - apply (diagonal_near p1_near 0 0 none none _ _ 0 a 0 (tenth 1)); try discriminate; [lia | repeat split; discriminate].
Qed.

Ltac of_levels right :=
  lazymatch goal with
  | |- reads_to _ _ _ => repeat first [apply reads_to_output | apply reads_to_flip]
  | |- forall i, probability_at_least _ _ _ _ => exact right
  | |- exists i, probability_at_least _ _ _ _ => exists One; exact output_at_6
  | |- _ => shown
  end.
Ltac at_levels m p N g weak first t q right :=
  specialize (m p O O N none g 64 weak first); met_by ltac:(fun _ => of_levels right) m;
  specialize (m t O q); cbv zeta in m; cbn [Nat.max Nat.add] in m; met_by ltac:(fun _ => of_levels right) m;
  clear - m; absurd_by_computing m.
Ltac output_levels m p N g weak first n x near :=
  at_levels m p N g weak first (Output x) 1
    (fun i : branch => surely (digits_information 0 N none g 64 weak (Weak i n)) (correct p 0 N none g 64 weak (tenth 1) (Weak i n))
       x 1 (Qle_refl 1) (near i)).
Ltac refute_Digits_C1_levels m :=
  first
    [ at_levels m p1 0%nat none 6 1%nat (one_of 6) (1 # 2) coin_at_6
    | at_levels m p1 0%nat none 6 1%nat (asked 6) 1 reader_at_6
    | at_levels m p1 0%nat none 6 1%nat (Output (corner (1 # 6) 0)) 1 I
    | at_levels m p1 0%nat none 6 1%nat (Output origin) 0 (fun i => zero_attained (at_6 i) (right_6 i) origin)
    | at_levels m p1 0%nat none 6 1%nat (Output origin) 5 I
    | output_levels m p1 1%nat (third 998) 6 1%nat 1%nat origin (fun i => zero_near 64 6 (tenth 1) (Weak i 1) ltac:(discriminate))
    | output_levels m p1 1%nat (third 998) 999 1%nat 1%nat origin (fun i => zero_near 64 999 (tenth 1) (Weak i 1) ltac:(discriminate))
    | output_levels m p1 1%nat (third 6) 6 1%nat 1%nat (unit (K := Q_field) 2 (1 * (1 # 6))) tie_at_6
    | output_levels m (P3 (K := Q_field) 7) 0%nat none 6 1%nat 1%nat origin lambda_7
    | output_levels m p1_near 0%nat none (1 # 3125) 5%nat 5%nat origin lowered_near ].
