(** * Mutants of C1 (ii) and (iii), and of its sharpness

    Of the bound on levels, the coin, the reader and a corner at the entry 6 show each part; of the algorithm for K-1
    digits, a reader that never ends, or answers that are all wrong.  What is left out elsewhere is not needed. *)

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
      specialize (m (Weak One 1) (fun _ _ => 0) (le_n 1)); apply attains_output_inv in m as [m | m];
        [lra | exact (midpoint_far m)] ].

Ltac is_admitted :=
  first
    [ assumption
    | match goal with A : admitted ?p ?a, L : ?a < ?T |- admitted ?p ?T =>
        exact (admitted_above (K := Q_field) p a T A (Qlt_le_weak _ _ L)) end ].
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
  induction H as [| n H IH]; [apply Qle_refl |]. cbn [power].
  assert (0 < power (1 # 4) n) by (apply power_positive; lra). lra.
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
  assert (Ad : admitted p1 6) by (split; reflexivity).
  assert (G : forall j, 0 <= none j <= 6) by (intros j; split; [apply Qle_refl | discriminate]).
  destruct (tied_member p1 0 0 none none 6 Ad G 1 (Member i 1) ltac:(discriminate) (le_n 1)) as [_ T].
  destruct i; exact T.
Qed.
Lemma output_at_6 : probability_at_least (at_6 One) (right_6 One) 1 (Output (corner (1 # 6) 0)).
Proof. apply surely; [apply Qle_refl | exact (corner_at_6 One)]. Qed.
Lemma reader_at_6 i : probability_at_least (at_6 i) (right_6 i) 1 (asked 6).
Proof.
  destruct (reader_right (digits_evaluation 0 0 none none 64 6 (Weak i 1)) (at_6 i) (right_6 i) 0 1 (corner (1 # 6) 0)
    (corner 0 (1 # 6)))
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
  - apply (diagonal_near p1_near 0 0 none none _ _ 1 a 0 (tenth 1)); try discriminate;
      [lia | repeat split; discriminate].
  - apply (diagonal_near p1_near 0 0 none none _ _ 0 a 0 (tenth 1)); try discriminate;
      [lia | repeat split; discriminate].
Qed.

Lemma zero_10 weak i : correct p1 0 1 none (third 998) 64 weak (tenth 1) (Weak i 1) origin.
Proof. apply zero_near. discriminate. Qed.

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
    (fun i : branch => surely (digits_information 0 N none g 64 weak (Weak i n))
      (correct p 0 N none g 64 weak (tenth 1) (Weak i n))
       x 1 (Qle_refl 1) (near i)).
Ltac refute_Digits_C1_levels m :=
  first
    [ at_levels m p1 0%nat none 6 1%nat (one_of 6) (1 # 2) coin_at_6
    | at_levels m p1 0%nat none 6 1%nat (asked 6) 1 reader_at_6
    | at_levels m p1 0%nat none 6 1%nat (Output (corner (1 # 6) 0)) 1 I
    | at_levels m p1 0%nat none 6 1%nat (Output origin) 0 (fun i => zero_attained (at_6 i) (right_6 i) origin)
    | at_levels m p1 0%nat none 6 1%nat (Output origin) 5 I
    | output_levels m p1 1%nat (third 998) 6 1%nat 1%nat origin (zero_10 6)
    | output_levels m p1 1%nat (third 998) 999 1%nat 1%nat origin (zero_10 999)
    | output_levels m p1 1%nat (third 6) 6 1%nat 1%nat (unit (K := Q_field) 2 (1 * (1 # 6))) tie_at_6
    | output_levels m (P3 (K := Q_field) 7) 0%nat none 6 1%nat 1%nat origin lambda_7
    | output_levels m p1_near 0%nat none (1 # 3125) 5%nat 5%nat origin lowered_near ].

(** ** (ii), the algorithm *)

Ltac prove_Digits_C1_fewer_digits :=
  intros p k m N b g strong weak f1 f2; intros;
  first
    [ exists O; split; [apply fewer_digits_deterministic | intros; exists O; constructor 1; lra]
    | match goal with
      | F : power ?r f2 <= weak |- _ =>
          apply (fewer_any p k m N b g strong weak f2); try assumption;
          lazymatch goal with
          | |- forall j : nat, _ => intros j; match goal with G : forall j : nat, _ |- _ => specialize (G j); lra end
          | |- power _ _ <= _ => eapply Qle_trans; [apply (power_later r f2 f2); [lra | apply le_n] | exact F]
          end
      end ].

(** *** Information: the nearest dyadics; zeros everywhere, or about one member that is no input *)

Definition nearby (N : nat) (g : nat -> Q) (strong weak : Q) (iota : input) : oracle :=
  fun k => nearest (digits_evaluation 0 N none g strong weak iota k).
Definition zeros (iota : input) : oracle := fun _ _ => 0.
Definition zeros_at_0 (iota : input) : oracle :=
  match iota with Weak One 0 => fun _ _ => 0 | _ => nearby 0 none 64 6 iota end.
(** About the limit, at level 0, 63 for 64. *)
Definition rounded (iota : input) : oracle :=
  match iota with
  | Strong Limit => fun k l => match k, l with O, O | 1%nat, O => 63 | _, _ => nearby 0 none 64 63 iota k l end
  | _ => nearby 0 none 64 63 iota
  end.
Lemma nearby_admissible N g strong weak iota : admissible (digits_evaluation 0 N none g strong weak iota)
  (nearby N g strong weak iota).
Proof. apply (nearest_admissible (digits_evaluation 0 N none g strong weak iota)). Qed.
Lemma zeros_at_0_admissible iota : in_omega 1 1 iota ->
  admissible (digits_evaluation 0 0 none none 64 6 iota) (zeros_at_0 iota).
Proof. destruct iota as [iota | [|] [| n]]; intros H; try apply nearby_admissible. cbn in H. lia. Qed.
Lemma rounded_admissible iota : admissible (digits_evaluation 0 0 none none 64 63 iota) (rounded iota).
Proof.
  destruct iota as [[| i n] | i n]; try apply nearby_admissible.
  intros [| [| k]] [| l]; try apply (nearby_admissible 0 none 64 63 (Strong Limit));
    (split; [exists 63%Z; reflexivity |]);
    vm_compute; discriminate.
Qed.
Lemma nearby_close N g strong weak iota k l :
  Qabs (nearby N g strong weak iota k l - digits_evaluation 0 N none g strong weak iota k) <= 1 # 2.
Proof.
  unfold nearby. eapply Qle_trans; [apply nearest_error |]. change (1 # 2) with (power (1 # 2) 1) at 2.
  apply power_half_decreases. lia.
Qed.

(** *** Where the algorithm reaches nothing *)

Lemma no_gap l (x : Q) (P : Prop) : 2 * power (1 # 2) l < x - x -> P.
Proof. intros L. pose proof (power_positive (1 # 2) l eq_refl). exfalso. lra. Qed.

(** Of the same strong and weak entry: the limit reads 64, which is not above 64, and the reader never ends. *)
Lemma fewer_equal G l n r : attains (nearby 0 none 64 64 (Strong Limit)) G n (fewer_digits p1 64 64 l) r -> r <= 0.
Proof.
  assert (W : forall k, (k < 2)%nat -> nearby 0 none 64 64 (Strong Limit) k l == 64).
  { intros [| [| k]] H; [apply (nearest_whole 64 l) | apply (nearest_whole 64 l) | lia]. }
  apply fewer_fails.
  - intros _ [L | L]; [rewrite (W O ltac:(lia)) in L | rewrite (W 1%nat ltac:(lia)) in L]; exfalso; lra.
  - intros l' _ L. exact (no_gap l' _ _ L).
  - intros l' _ L. exact (no_gap l' _ _ L).
Qed.
(** Level 0 is too coarse for 64 and 63. *)
Lemma fewer_rounded G n r : attains (rounded (Strong Limit)) G n (fewer_digits p1 64 63 0) r -> r <= 0.
Proof.
  apply fewer_fails.
  - intros _ [L | L]; exfalso; vm_compute in L; discriminate L.
  - intros [| l'] _ L; exact (no_gap _ _ _ L).
  - intros [| l'] _ L; exact (no_gap _ _ _ L).
Qed.
Lemma fewer_zeros G l n r : attains (fun _ _ => 0) G n (fewer_digits p1 64 6 l) r -> r <= 0.
Proof.
  apply fewer_fails.
  - intros _ [L | L]; exfalso; vm_compute in L; discriminate L.
  - intros l' _ L. exact (no_gap l' _ _ L).
  - intros l' _ L. exact (no_gap l' _ _ L).
Qed.
(** No more than level 0 is read: 6 and 23/4 are the same there. *)
Lemma fewer_coarse G l r : attains (nearby 0 none 64 6 (Weak One 1)) G 0 (fewer_digits p1 64 6 l) r -> r <= 0.
Proof.
  apply fewer_fails.
  - intros H [L | L]; replace l with O in L by lia; exfalso; vm_compute in L; discriminate L.
  - intros l' H L. replace l' with O in L by lia. exfalso. vm_compute in L. discriminate L.
  - intros l' H L. replace l' with O in L by lia. exfalso. vm_compute in L. discriminate L.
Qed.

(** Where the weak member is told from the strong ones, and both corners are wrong. *)
Lemma fewer_weak p N g G l n r : ~ G (pair (K := Q_field) (coefficient p 6) 0) ->
  ~ G (pair (K := Q_field) 0 (coefficient p 6)) ->
  attains (nearby N g 64 6 (Weak One 1)) G n (fewer_digits p 64 6 l) r -> r <= 0.
Proof.
  intros N1 N2. apply fewer_fails; [| intros _ _ _; exact N1 | intros _ _ _; exact N2].
  pose proof (nearby_close N g 64 6 (Weak One 1) O l) as E. pose proof (nearby_close N g 64 6 (Weak One 1) 1 l) as F.
  apply Qabs_Qle_condition in E. apply Qabs_Qle_condition in F. unfold digits_evaluation, inverse_evaluation in E, F.
  rewrite (evaluation_zero 0 N _ _ _ (family_depends none g 1)) in E.
  rewrite (evaluation_one 0 N _ _ _ (family_depends none g 1)) in F.
  cbn [first_entry second_entry] in E, F. in_rationals. cbn [power] in F. intros _ [L | L]; exfalso; lra.
Qed.
Lemma fewer_third l n r : attains (nearby 1 (third 998) 64 6 (Weak One 1))
  (correct p1 0 1 none (third 998) 64 6 (tenth 1) (Weak One 1)) n (fewer_digits p1 64 6 l) r -> r <= 0.
Proof.
  apply fewer_weak.
  - apply (alone_wrong p1 1 none (third 998) 6 (Member One 1) 998 1 2) with (j := 0%nat); shown.
  - apply (alone_wrong p1 1 none (third 998) 6 (Member One 1) 998 1 2) with (j := 1%nat); shown.
Qed.
Lemma fewer_lambda l n r : attains (nearby 0 none 64 6 (Weak One 1))
  (correct (P3 7) 0 0 none none 64 6 (tenth 1) (Weak One 1)) n (fewer_digits (P3 7) 64 6 l) r -> r <= 0.
Proof.
  apply fewer_weak.
  - apply (lambda_wrong 7 6 (Member One 1)) with (j := 0%nat); shown.
  - apply (lambda_wrong 7 6 (Member One 1)) with (j := 1%nat); shown.
Qed.
(** Whatever is read, if no answer is right. *)
Lemma fewer_wrong o p strong weak G l n r : ~ G (midpoint (coefficient p strong)) ->
  ~ G (pair (K := Q_field) (coefficient p weak) 0) -> ~ G (pair (K := Q_field) 0 (coefficient p weak)) ->
  attains o G n (fewer_digits p strong weak l) r -> r <= 0.
Proof. intros M N1 N2. apply fewer_fails; intros; assumption. Qed.
(** The entries 2 and 3/2. *)
Lemma fewer_large l n r : attains (nearby 0 none 2 (3 # 2) (Strong (Member One 1)))
  (correct p1 0 0 none none 2 (3 # 2) (tenth 1) (Strong (Member One 1))) n (fewer_digits p1 2 (3 # 2) l) r -> r <= 0.
Proof.
  apply fewer_wrong.
  - apply (alone_wrong p1 0 none none 2 (Member One 1) 2 1 0) with (j := 0%nat); shown.
  - apply (alone_wrong p1 0 none none 2 (Member One 1) 2 1 0) with (j := 0%nat); shown.
  - apply (alone_wrong p1 0 none none 2 (Member One 1) 2 1 0) with (j := 0%nat); shown.
Qed.
(** P1 with the weak entry 5^-5 and c = 1, where 4^-5 is more than twice as large: the other column has the solution. *)
Definition p1_far : program := P1 (3124 # 3125).
Lemma fewer_far l n r : attains (nearby 0 none (12 # 625) (1 # 3125) (Weak One 5))
  (correct p1_far 0 0 none none (12 # 625) (1 # 3125) (tenth 1) (Weak One 5)) n
    (fewer_digits p1_far (12 # 625) (1 # 3125) l) r -> r <= 0.
Proof.
  apply fewer_wrong.
  - apply (alone_wrong p1_far 0 none none (1 # 3125) (Member One 5) (2101 # 3200000) (-1) 1) with (j := 1%nat); shown.
  - apply (alone_wrong p1_far 0 none none (1 # 3125) (Member One 5) (2101 # 3200000) (-1) 1) with (j := 0%nat); shown.
  - apply (alone_wrong p1_far 0 none none (1 # 3125) (Member One 5) (2101 # 3200000) (-1) 1) with (j := 1%nat); shown.
Qed.

(** A number l is given by the mutant, or is 0; so is n. *)
Ltac of_fewer adm :=
  lazymatch goal with
  | |- forall iota, in_omega _ _ iota -> admissible _ _ => exact adm
  | |- exists iota, in_omega _ _ iota -> admissible _ _ => exists (Weak One 0); let h := fresh in intros h; exfalso;
      cbn in h; lia
  | |- in_omega _ _ _ => first [exact I | exact (le_n 1) | exact (le_n 5)]
  | |- _ => shown
  end.
Ltac at_fewer m p N g strong weak f1 f2 info adm iota fails :=
  specialize (m p O O N none g strong weak f1 f2); met_by ltac:(fun _ => of_fewer adm) m;
  let l := fresh "l" in let n := fresh "n" in
  first [destruct m as (l & _ & m) | destruct (m O) as [_ l]; clear m; rename l into m];
  specialize (m info); met_by ltac:(fun _ => of_fewer adm) m; specialize (m iota);
    met_by ltac:(fun _ => of_fewer adm) m;
  first [destruct m as [n m] | specialize (m O)];
    first [apply attains_two in m; exact m | apply fails in m; absurd_by_computing m].
Ltac refute_Digits_C1_fewer_digits m :=
  let near m p N g strong weak f1 f2 iota fails :=
    (at_fewer m p N g strong weak f1 f2 (nearby N g strong weak)
      (fun (z : input) (_ : in_omega f1 f2 z) => nearby_admissible N g strong weak z) iota fails) in
  first
    [ near m p1 0%nat none 64 64 1%nat 1%nat (Strong Limit) fewer_equal
    | at_fewer m p1 0%nat none 64 63 1%nat 1%nat rounded
        (fun (iota : input) (_ : in_omega 1 1 iota) => rounded_admissible iota) (Strong Limit) fewer_rounded
    | at_fewer m p1 0%nat none 64 6 1%nat 1%nat zeros I (Strong Limit) fewer_zeros
    | at_fewer m p1 0%nat none 64 6 1%nat 1%nat zeros_at_0 zeros_at_0_admissible (Weak One 0) fewer_zeros
    | near m p1 0%nat none 64 6 1%nat 1%nat (Weak One 1) fewer_coarse
    | near m p1 1%nat (third 998) 64 6 1%nat 1%nat (Weak One 1) fewer_third
    | near m (P3 (K := Q_field) 7) 0%nat none 64 6 1%nat 1%nat (Weak One 1) fewer_lambda
    | near m p1 0%nat none 2 (3 # 2) 1%nat 1%nat (Strong (Member One 1)) fewer_large
    | near m p1_far 0%nat none (12 # 625) (1 # 3125) 3%nat 5%nat (Weak One 5) fewer_far ].

(** ** The constants of the strong family: one row, the entry 64, accuracy 0 *)

Ltac at_most_powers :=
  match goal with
  | F : power ?r ?f <= ?top |- power (1 # 4) ?f <= ?top => eapply Qle_trans;
      [apply (power_later r f f); [lra | apply le_n] | exact F]
  end.
Ltac prove_Digits_C1_sharp :=
  let h := fresh "from" in let H := fresh "sharp" in
  intros p m N b g top first information rho; intros; cbv zeta;
  lazymatch goal with |- context [reader 0 1 _ _ ?l] =>
    destruct (sharp_any p m N b g top first information rho l) as [h H]; try assumption;
    lazymatch goal with
    | |- forall j : nat, _ => intros j; match goal with G : forall j : nat, _ |- _ => specialize (G j); lra end
    | |- power _ _ <= _ => at_most_powers
    | |- _ /\ _ =>
        split; [exact h |]; intros iota Hi; destruct (H iota Hi) as [? ?];
        split; (eapply RefuteLinearPrograms.success_less; [| eassumption]); discriminate
    end
  end.

Definition fork_nearby (N : nat) (g : nat -> Q) (top : Q) (iota : fork) : oracle :=
  fun k => nearest (inverse_evaluation 0 N none g top iota k).
Lemma fork_nearby_admissible N g top iota : admissible (inverse_evaluation 0 N none g top iota)
  (fork_nearby N g top iota).
Proof. apply (nearest_admissible (inverse_evaluation 0 N none g top iota)). Qed.
Definition fork_zeros (iota : fork) : oracle := fun _ _ => 0.
(** Zeros about the member 0 of the second branch, which is no input. *)
Definition fork_zeros_at_0 (iota : fork) : oracle :=
  match iota with Member Two 0 => fun _ _ => 0 | _ => fork_nearby 0 none 64 iota end.
Lemma fork_zeros_at_0_admissible iota : is_input 1 iota ->
  admissible (inverse_evaluation 0 0 none none 64 iota) (fork_zeros_at_0 iota).
Proof. destruct iota as [| [|] [| n]]; intros H; try apply fork_nearby_admissible. cbn in H. lia. Qed.

(** On the members the corner of the other branch is wrong, also where it has another second coordinate. *)
Lemma away (v w : Q) : ~ v == 0 -> w == 0 -> 0 < Qabs (v - w).
Proof. intros Ne E. apply Qnot_le_lt. intros L. apply Qabs_Qle_condition in L. apply Ne. lra. Qed.
Lemma one_wrong x : ~ x 1%nat == 0 ->
  ~ accurate (euclidean 2) 0 (inverse_solutions p1 0 0 none none 64 (Member One 1)) x.
Proof.
  intros Ne. apply (alone_wrong p1 0 none none 64 (Member One 1) 64 1 0) with (j := 1%nat); try shown.
  apply away; [exact Ne | reflexivity].
Qed.
Lemma two_wrong n x : (n < 2)%nat -> ~ x O == 0 ->
  ~ accurate (euclidean 2) 0 (inverse_solutions p1 0 0 none none 64 (Member Two n)) x.
Proof.
  intros H Ne. destruct n as [| [| n]]; [| | lia].
  - apply (alone_wrong p1 0 none none 64 (Member Two 0) 64 1 1) with (j := 0%nat); try shown.
    apply away; [exact Ne | reflexivity].
  - apply (alone_wrong p1 0 none none 64 (Member Two 1) 64 1 1) with (j := 0%nat); try shown.
    apply away; [exact Ne | reflexivity].
Qed.
(** With a further entry 998, and with lambda = 100, both corners are wrong; so they are where 4^-5 is large for the
    entry. *)
Lemma third_wrong x : ~ x O == 0 \/ ~ x 1%nat == 0 ->
  ~ accurate (euclidean 3) 0 (inverse_solutions p1 0 1 none (third 998) 64 (Member One 1)) x.
Proof.
  intros [Ne | Ne].
  - apply (alone_wrong p1 1 none (third 998) 64 (Member One 1) 998 1 2) with (j := 0%nat); try shown.
    apply away; [exact Ne | reflexivity].
  - apply (alone_wrong p1 1 none (third 998) 64 (Member One 1) 998 1 2) with (j := 1%nat); try shown.
    apply away; [exact Ne | reflexivity].
Qed.
Lemma lambda_wrong_64 x : ~ x O == 0 \/ ~ x 1%nat == 0 ->
  ~ accurate (euclidean 2) 0 (inverse_solutions (P3 100) 0 0 none none 64 (Member One 1)) x.
Proof.
  assert (W : forall v : Q, ~ v == 0 -> 0 < Qabs v)
    by (intros v Ne; apply Qnot_le_lt; intros L; apply Qabs_Qle_condition in L; apply Ne; lra).
  intros [Ne | Ne].
  - apply (lambda_wrong 100 64 (Member One 1)) with (j := 0%nat);
      [split; [discriminate | reflexivity] | lia | apply W, Ne].
  - apply (lambda_wrong 100 64 (Member One 1)) with (j := 1%nat);
      [split; [discriminate | reflexivity] | lia | apply W, Ne].
Qed.
Lemma far_wrong x : ~ x O == 0 \/ x 1%nat == 1 ->
  ~ accurate (euclidean 2) 0 (inverse_solutions p1_far 0 0 none none (1 # 3125) (Member One 5)) x.
Proof.
  intros [Ne | E].
  - apply (alone_wrong p1_far 0 none none (1 # 3125) (Member One 5) (2101 # 3200000) (-1) 1) with (j := 0%nat);
      try shown.
    apply away; [exact Ne | reflexivity].
  - apply (alone_wrong p1_far 0 none none (1 # 3125) (Member One 5) (2101 # 3200000) (-1) 1) with (j := 1%nat);
      try shown.
    apply Qnot_le_lt. intros L. apply Qabs_Qle_condition in L. rewrite E in L. destruct L as [_ L]. vm_compute in L.
    apply L. reflexivity.
Qed.
Lemma entry_2_lower l : fork_nearby 0 none 64 (Member Two 1) 2%nat l - fork_nearby 0 none 64 (Member Two 1) 0%nat l <=
  2 * power (1 # 2) l.
Proof.
  destruct (fork_nearby_admissible 0 none 64 (Member Two 1) 2%nat l) as [_ E].
  destruct (fork_nearby_admissible 0 none 64 (Member Two 1) 0%nat l) as [_ F].
  change (inverse_evaluation 0 0 none none 64 (Member Two 1) 2%nat) with 1 in E.
  change (inverse_evaluation 0 0 none none 64 (Member Two 1) 0%nat) with (64 - (1 # 4) * 1) in F.
  apply Qabs_Qle_condition in E. apply Qabs_Qle_condition in F. lra.
Qed.

(** Both, or one of them: what is wrong is told by the input. *)
Ltac corner_wrong :=
  let no := (let E := fresh in intros E; vm_compute in E; discriminate E) in
  lazymatch goal with |- ?A -> False => change (~ A) | _ => idtac end;
  lazymatch goal with
  | |- ~ accurate _ (-1 # 1) _ _ => apply below_0
  | |- ~ accurate _ 0 (inverse_solutions _ _ 1 _ (third _) _ _) _ => apply third_wrong; first [left; no | right; no]
  | |- ~ accurate _ 0 (inverse_solutions p1_far _ _ _ _ _ _) _ => apply far_wrong; first [left; no | right; reflexivity]
  | |- ~ accurate _ 0 (inverse_solutions p1 _ _ _ _ _ (Member One 1)) _ => apply one_wrong; no
  | |- ~ accurate _ 0 (inverse_solutions p1 _ _ _ _ _ (Member Two _)) _ => apply two_wrong; [lia | no]
  | |- ~ accurate _ 0 (inverse_solutions (P3 _) _ _ _ _ _ _) _ => apply lambda_wrong_64; first [left; no | right; no]
  end.
Ltac never_asked :=
  lazymatch goal with
  | |- forall l, fork_nearby _ _ _ _ 2%nat l - _ <= _ => exact entry_2_lower
  | |- forall l, fork_nearby _ _ _ _ ?k l - fork_nearby _ _ _ _ ?k l <= _ =>
      exact (RefuteLinearPrograms.equal_readings _)
  | |- _ => exact (RefuteLinearPrograms.equal_readings (fun _ => 0))
  end.
(** A coin of which one side is wrong. *)
Ltac half :=
  let p := fresh in let B := fresh in let X := fresh in
  intros p B; apply coin_exact in B; [exact B | intros [X _]; revert X; corner_wrong].
Ltac of_sharp adm :=
  lazymatch goal with
  | |- forall iota, is_input _ iota -> admissible _ _ => exact adm
  | |- exists iota, is_input _ iota -> admissible _ _ => exists (Member One 0); let h := fresh in intros h; exfalso;
      cbn in h; lia
  | |- is_input _ _ => first [exact I | exact (le_n 1) | exact (le_n 5)]
  | |- _ => shown
  end.
Ltac at_sharp m p N g top first rho info adm iota :=
  specialize (m p O N none g top first info rho); met_by ltac:(fun _ => of_sharp adm) m; cbv zeta in m;
  let C := fresh "C" in let T := fresh "T" in let k := fresh "k" in let A := fresh "A" in
  destruct m as [_ m]; specialize (m iota); met_by ltac:(fun _ => of_sharp adm) m; destruct m as [C T];
  first
    [ destruct (C (1 # 8) eq_refl) as [k A]; apply RefuteLinearPrograms.coin_at_most in A;
      [absurd_by_computing A | clear; corner_wrong | clear; corner_wrong]
    | destruct (C (1 # 8) eq_refl) as [k A];
      apply coin_exact in A; [absurd_by_computing A | clear; let B := fresh in intros [B _]; revert B; corner_wrong]
    | destruct (T (1 # 8) eq_refl) as [k A];
      apply (RefuteLinearPrograms.two_thirds_at_most _ _ _ _ _ _ (1 # 2) 1) in A;
      [absurd_by_computing A | discriminate | discriminate | clear; half | clear; intros ?; apply attains_le_one]
    | destruct (T (1 # 8) eq_refl) as [k A];
      apply (RefuteLinearPrograms.two_thirds_at_most _ _ _ _ _ _ (1 # 2) 0) in A;
      [absurd_by_computing A | discriminate | discriminate | clear; half
      | clear; apply RefuteLinearPrograms.reader_silent; [corner_wrong | never_asked]] ].
Ltac refute_Digits_C1_sharp m :=
  let near m p N g top first rho iota :=
    (at_sharp m p N g top first rho (fork_nearby N g top)
      (fun (z : fork) (_ : is_input first z) => fork_nearby_admissible N g top z) iota) in
  first
    [ near m p1 0%nat none 64 1%nat 0 (Member Two 1) | near m p1 0%nat none 64 1%nat 0 (Member One 1)
    | at_sharp m p1 0%nat none 64 1%nat 0 fork_zeros I (Member Two 1)
    | at_sharp m p1 0%nat none 64 1%nat 0 fork_zeros_at_0 fork_zeros_at_0_admissible (Member Two 0)
    | near m p1 1%nat (third 998) 64 1%nat 0 (Member One 1)
    | near m (P3 (K := Q_field) 100) 0%nat none 64 1%nat 0 (Member One 1)
    | near m p1_far 0%nat none (1 # 3125) 5%nat 0 (Member One 5)
    | near m p1 0%nat none 64 1%nat (-1 # 1) (Member One 1) ].
