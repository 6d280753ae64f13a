(** * C1 (i) for what is no event: over a field with an infinitely small t, 2/3 + t/3 and 1/2 + t/2 are reached

    The outcomes are 0, 1, 2, ... and one more.  On 0 the second corner is the answer; on 1, readings are compared until
    it is known which entry is larger; on n + 2 they are compared at the level n + 1, on the last one at level 1, and
      the
    first corner is the answer where nothing is known.  From 2 on each number has the probability t.
      On a member of the second branch one of these
    numbers is right, which gives the t too much. *)

From Coq Require Import QArith Qabs List Lqa Lia PeanoNat.
From Barriers Require Import OrderedFields Archimedean ProbabilitySpaces Algorithms Computation.
From Barriers Require Import GeneralAlgorithms GeneralFields Sums Optimisation Entries Digits OptimisationFields.
From Mutants Require Import Verdicts RefuteFields Comparing SmallFunctions RefuteOptimisationFields.
Import ListNotations.

Open Scope field_scope.
Fixpoint times_of {F : ordered_field} (t : F) (n : nat) : F := match n with O => 0 | S n => times_of t n + t end.

Section Little.
Context {F : ordered_field} (t : F).
Hypothesis t_positive : 0 < t.
Hypothesis times_t_small : forall n, (1 + 1 + (1 + 1)) * times_of t n <= 1.
Notation times_t := (times_of t).
(** The masses of 0 and of 1; all others have t. *)
Definition masses (a b : F) (n : nat) : F := match n with O => a | 1%nat => b | _ => t end.
Lemma masses_part a b N : 0 <= a -> 0 <= b -> a + b <= $(2 # 3) -> part (masses a b) (fun _ => true) N <= 1.
Proof.
  intros A B L. pose proof t_positive as T.
  assert (H : part (masses a b) (fun _ => true) N <= a + b + times_t N).
  { induction N as [| [| [| N]] IH]; cbn [part masses times_of] in *; fra. }
  pose proof (times_t_small N). fra.
Qed.
Definition thirds_of : F := $(1 # 3) * (1 - t).
Definition half_of : F := $(1 # 2) * (1 - t).
Lemma t_below : $4 * t <= 1.
Proof. pose proof (times_t_small 1) as H. cbn [times_of] in H. fra. Qed.
Lemma thirds_nonneg n : 0 <= masses thirds_of thirds_of n.
Proof. pose proof t_below. destruct n as [| [| n]]; cbn [masses]; unfold thirds_of; fra. Qed.
Lemma half_nonneg n : 0 <= masses half_of t n.
Proof. pose proof t_below. destruct n as [| [| n]]; cbn [masses]; unfold half_of; fra. Qed.
Lemma thirds_bounded N : part (masses thirds_of thirds_of) (fun _ => true) N <= 1.
Proof. pose proof t_below. apply masses_part; unfold thirds_of; fra. Qed.
Lemma half_bounded N : part (masses half_of t) (fun _ => true) N <= 1.
Proof. pose proof t_below. apply masses_part; unfold half_of; fra. Qed.
Definition many_thirds := finite_or_cofinite (masses thirds_of thirds_of) thirds_nonneg thirds_bounded.
Definition many_halves := finite_or_cofinite (masses half_of t) half_nonneg half_bounded.

(** All outcomes but [i], and 0, 1 and one more. *)
Definition but (i : nat) (w : option nat) : bool := match w with Some n => negb (n =? i)%nat | None => true end.
Definition few (l : nat) (w : option nat) : bool := match w with Some n => (n =? 0)%nat || (n =? 1)%nat || (n =? S (S
  l))%nat | None => false end.
Lemma few_total (m : nat -> F) l : total m (few l) (S (S (S l))) == m 0%nat + m 1%nat + m (S (S l)).
Proof.
  unfold total. cbn [few part]. rewrite (part_more m (fun n => few l (Some n)) 2 (S (S l))); [| lia |].
  - cbn [part few Nat.eqb orb]. rewrite Nat.eqb_refl. cbn. fra.
  - intros n L. unfold few. rewrite !Bool.orb_false_iff. repeat split; apply Nat.eqb_neq; lia.
Qed.

Lemma but_zero (m : nat -> F) : total m (but 0) 1 == 1 - m 0%nat. Proof. unfold total. cbn. fra. Qed.
Lemma but_one (m : nat -> F) : total m (but 1) 2 == 1 - m 1%nat. Proof. unfold total. cbn. fra. Qed.
Lemma total_all (m : nat -> F) : total m (fun _ => true) 0 == 1. Proof. unfold total. cbn. fra. Qed.

(** ** The algorithms *)

Section Digits.
Variable on_one : plan (nat -> KQ).
Definition many (w : option nat) : plan (nat -> KQ) :=
  match w with Some O => Now second_corner | Some 1%nat => on_one | Some (S (S n)) => At (S n) | None => At 1 end.
Definition many_digits := compare tell_digits (in_omega 1 1) digits_f told_about first_corner second_corner many.
Lemma many_limit w (o : oracle) : (w = Some 1%nat -> exists l, on_one = At l) ->
  ends many_digits (tell_digits (Strong Limit)) (two_digits (Strong Limit)) w.
Proof.
  pose proof (right_limit One) as R. pose proof (right_limit Two) as R'.
  assert (E : (digits_f (Strong Limit) 1%nat <= digits_f (Strong Limit) O)%Q) by (rewrite (gap_none (Strong Limit)
    eq_refl); apply Qle_refl).
  destruct w as [[| [| n]] |]; intros H.
  - eapply ends_now; [reflexivity | exact R'].
  - destruct (H eq_refl) as [l L]. eapply ends_at_first; [exact I | exact L | exact R | exact E].
  - eapply ends_at_first; [exact I | reflexivity | exact R | exact E].
  - eapply ends_at_first; [exact I | reflexivity | exact R | exact E].
Qed.
Hypothesis searches : on_one = Until \/ exists l, on_one = At l.
Lemma many_one iota w : in_omega 1 1 iota -> kind iota = Some One -> w <> Some O ->
  ends many_digits (tell_digits iota) (two_digits iota) w.
Proof.
  intros H K N. pose proof (right_kind One iota H (or_introl K)) as R. pose proof (gap_one iota K) as G.
  destruct w as [[| [| n]] |]; [congruence | | |].
  - destruct searches as [E | [l E]];
      [eapply ends_until; [exact H | exact E | left; split; assumption] | eapply ends_at_first;
        [exact H | exact E | exact R | lra]].
  - eapply ends_at_first; [exact H | reflexivity | exact R | lra].
  - eapply ends_at_first; [exact H | reflexivity | exact R | lra].
Qed.
Lemma many_two iota : in_omega 1 1 iota -> kind iota = Some Two -> exists l,
  ends many_digits (tell_digits iota) (two_digits iota) (Some O) /\ ends many_digits (tell_digits iota) (two_digits
    iota) (Some (S (S l))) /\
  (on_one = Until -> ends many_digits (tell_digits iota) (two_digits iota) (Some 1%nat)).
Proof.
  intros H K. pose proof (right_kind Two iota H (or_introl K)) as R. pose proof (gap_two iota K) as G.
  destruct (power_half_vanishes ((1 # 4) * (digits_f iota 1%nat - digits_f iota O))) as [l L]; [lra |].
  exists l. split; [eapply ends_now; [reflexivity | exact R] |]. split.
  - eapply ends_at_second; [exact H | reflexivity | exact R | exact G |].
    pose proof (power_half_decreases l (S l) ltac:(lia)). lra.
  - intros E. eapply ends_until; [exact H | exact E | right; split; assumption].
Qed.
End Digits.

Lemma reaches (m : nat -> F) nn bb (A : option nat -> Prop) (g : option nat -> bool) N (q : F) : (forall w,
  g w = true -> A w) ->
  (forall n, (N <= n)%nat -> g (Some n) = g None) -> q <= total m g N -> at_least (finite_or_cofinite m nn bb) A q.
Proof.
  intros H C L. exists (fun w => g w = true), (total m g N). split; [exists g, N; split; [tauto | split;
    [exact C | reflexivity]] |]. split; assumption.
Qed.
Lemma but_constant i n : (S i <= n)%nat -> but i (Some n) = but i None.
Proof. intros L. cbn. destruct (Nat.eqb_spec n i); [lia | reflexivity]. Qed.
Lemma few_constant l n : (S (S (S l)) <= n)%nat -> few l (Some n) = few l None.
Proof. intros L. unfold few. rewrite !Bool.orb_false_iff. repeat split; apply Nat.eqb_neq; lia. Qed.
Lemma few_cases l w : few l w = true -> w = Some O \/ w = Some 1%nat \/ w = Some (S (S l)).
Proof.
  destruct w as [n |]; [| discriminate]. unfold few. rewrite !Bool.orb_true_iff, !Nat.eqb_eq. intros [[->
    | ->] | ->]; auto.
Qed.

Definition thirds_digits := many_digits Until.
Definition halves_digits := many_digits (At 1).
Lemma thirds_reach iota : in_omega 1 1 iota -> at_least many_thirds (ends thirds_digits (tell_digits iota) (two_digits
  iota)) ($(2 # 3) + $(1 # 3) * t).
Proof.
  intros H. destruct (kind iota) as [[|] |] eqn:K.
  - apply (reaches _ _ _ _ (but 0) 1); [| apply but_constant | rewrite but_zero;
    change (masses thirds_of thirds_of 0) with thirds_of; unfold thirds_of; fra].
    intros w W. apply (many_one Until (or_introl eq_refl) iota w H K). intros ->. discriminate W.
  - destruct (many_two Until iota H K) as (l & A & B & C).
    apply (reaches _ _ _ _ (few l) (S (S (S l)))); [| apply few_constant | rewrite few_total; cbn [masses];
      unfold thirds_of; fra].
    intros w W. destruct (few_cases l w W) as [-> | [-> | ->]]; auto.
  - assert (E : iota = Strong Limit) by (destruct iota as [[|] |]; (discriminate K || reflexivity)). subst iota.
    apply (reaches _ _ _ _ (but 1) 2); [| apply but_constant | rewrite but_one;
      change (masses thirds_of thirds_of 1) with thirds_of; unfold thirds_of; fra].
    intros w W. apply many_limit; [exact (fun _ _ => 0%Q) |]. intros ->. discriminate W.
Qed.
Lemma halves_reach iota : in_omega 1 1 iota -> at_least many_halves (ends halves_digits (tell_digits iota) (two_digits
  iota)) ($(1 # 2) + $(1 # 2) * t).
Proof.
  intros H. destruct (kind iota) as [[|] |] eqn:K.
  - apply (reaches _ _ _ _ (but 0) 1); [| apply but_constant | rewrite but_zero;
    change (masses half_of t 0) with half_of; unfold half_of; fra].
    intros w W. apply (many_one (At 1) (or_intror (ex_intro _ 1%nat eq_refl)) iota w H K). intros ->. discriminate W.
  - destruct (many_two (At 1) iota H K) as (l & A & B & _).
    pose (g := fun w : option nat => match w with Some n => (n =? 0)%nat || (n =? S (S l))%nat | None => false end).
    apply (reaches _ _ _ _ g (S (S (S l)))).
    + intros [n |] W; [| discriminate W]. unfold g in W. rewrite Bool.orb_true_iff, !Nat.eqb_eq in W.
      destruct W as [-> | ->]; assumption.
    + intros n L. unfold g. rewrite Bool.orb_false_iff. split; apply Nat.eqb_neq; lia.
    + assert (E : total (masses half_of t) g (S (S (S l))) == half_of + t); [| rewrite E; unfold half_of; fra].
      unfold total. change (g None) with false. cbn [part]. rewrite (part_more (masses half_of t) (fun n => g (Some
        n)) 1 (S (S l))); [| lia |].
      * unfold g. rewrite Nat.eqb_refl. cbn. fra.
      * intros n L. unfold g. rewrite Bool.orb_false_iff. split; apply Nat.eqb_neq; lia.
  - assert (E : iota = Strong Limit) by (destruct iota as [[|] |]; (discriminate K || reflexivity)). subst iota.
    apply (reaches _ _ _ _ (fun _ => true) 0); [| reflexivity | rewrite total_all; pose proof t_below; fra].
    intros w W. apply many_limit; [exact (fun _ _ => 0%Q) |]. intros _. exists 1%nat. reflexivity.
Qed.
Lemma halves_halt : at_least many_halves (ends halves_digits (tell_digits (Strong Limit)) (fun _ => True)) 1.
Proof.
  apply (reaches _ _ _ _ (fun _ => true) 0); [| reflexivity | rewrite total_all; fra].
  intros w _. assert (E : ends halves_digits (tell_digits (Strong Limit)) (two_digits (Strong Limit)) w).
  { apply many_limit; [exact (fun _ _ => 0%Q) |]. intros _. exists 1%nat. reflexivity. }
  revert E. apply ends_weaken. auto.
Qed.
(** From readings of level 0 it halts on 0 alone, which is an event. *)
Lemma level_zero (m : nat -> F) nn bb on_one : on_one = Until \/ on_one = At 1 ->
  event (finite_or_cofinite m nn bb) (ends_by 0 (many_digits on_one) (tell_digits (Strong Limit)) (fun _ => True)).
Proof.
  intros how. pose (g := fun w : option nat => match w with Some n => (n =? 0)%nat | None => false end).
  exists (total m g 1), g, 1%nat. split; [| split; [intros n L; cbn; apply Nat.eqb_neq; lia | reflexivity]].
  assert (No : forall w l, many on_one w = At (S l) -> ~ ends_by 0 (many_digits on_one) (tell_digits (Strong Limit))
    (fun _ => True) w).
  { intros w l E (x & read & H & _ & L). cbn in H. rewrite E in H. destruct H as [_ ->].
    specialize (L O (S l) (or_introl eq_refl)). lia. }
  intros [[| [| n]] |]; cbn [g Nat.eqb]; split; try discriminate; try reflexivity.
  - intros _. exists second_corner, []. split; [split; reflexivity |]. split; [exact I | intros k n []].
  - intros H. exfalso. destruct how as [-> | ->]; [| exact (No (Some 1%nat) O eq_refl H)].
    destruct H as (x & read & H & _). cbn in H. destruct H as (l & b & X & _).
      pose proof (gap_none (Strong Limit) eq_refl).
    destruct b; [apply (larger_true _ _ _ told_about (Strong Limit) l I) in X | apply (larger_false _ _ _ told_about
      (Strong Limit) l I) in X]; lra.
  - intros H. exfalso. exact (No (Some (S (S n))) n eq_refl H).
  - intros H. exfalso. exact (No None O eq_refl H).
Qed.

End Little.

Notation FS := small_field.
Definition t : FS := tau.
Lemma t_positive : 0 < t. Proof. apply small_all. intros x P. exact P. Qed.
(** n t is small for every n. *)
Notation times_t := (times_of t).
Lemma times_t_value n x : (projT1 (times_t n) x == inject_Z (Z.of_nat n) * x)%Q.
Proof.
  induction n as [| n IH]; [cbn; ring |]. change (projT1 (add_functions (times_t n) tau) x == inject_Z (Z.of_nat (S
    n)) * x)%Q.
  rewrite add_value, IH. change (projT1 tau x) with x. rewrite Nat2Z.inj_succ, <- Z.add_1_r, inject_Z_plus. ring.
Qed.
Lemma times_t_small n : (1 + 1 + (1 + 1)) * times_t n <= 1.
Proof.
  exists (/ (4 * (inject_Z (Z.of_nat n) + 1)))%Q. assert (N : (0 <= inject_Z (Z.of_nat n))%Q) by (unfold Qle; cbn; lia).
  set (k := inject_Z (Z.of_nat n)) in *.
  split; [apply Qinv_lt_0_compat; lra |]. intros x P L.
  change (projT1 (mul_functions (add_functions (add_functions (constant 1) (constant 1)) (add_functions (constant 1)
    (constant 1))) (times_t n)) x <= 1)%Q.
  rewrite mul_value, !add_value, times_t_value. change (projT1 (constant 1) x) with 1%Q. fold k.
  assert (E : (/ (4 * (k + 1)) * (4 * (k + 1)) == 1)%Q) by (field; lra). nra.
Qed.

Lemma above_third : ~ ($(2 # 3) + $(1 # 3) * t <= $(2 # 3)).
Proof. intros H. pose proof t_positive as P. fra. Qed.
Lemma above_half : ~ ($(1 # 2) + $(1 # 2) * t <= $(1 # 2)).
Proof. intros H. pose proof t_positive as P. fra. Qed.
Ltac of_little :=
  lazymatch goal with
  | |- exists l, event _ _ => exists O; apply level_zero; auto
  | |- at_least _ _ 1 => exact (halves_halt t t_positive times_t_small)
  | |- forall iota, _ -> at_least (many_thirds _ _ _) _ _ => exact (thirds_reach t t_positive times_t_small)
  | |- forall iota, _ -> at_least (many_halves _ _ _) _ _ => exact (halves_reach t t_positive times_t_small)
  end.
Ltac refute_OptimisationFields_C1_fields_any m :=
  first
    [ strong_at m p3 O zeros (200 # 3)%Q 50%Q;
      specialize (m FS (many_thirds t t_positive times_t_small) thirds_digits ($(2 # 3) + $(1 # 3) * t));
        met_by ltac:(fun _ => solve [of_little]) m; exact (above_third m)
    | refute_strong m ].
Ltac refute_OptimisationFields_C1_fields_halting m :=
  first
    [ strong_at m p3 O zeros (200 # 3)%Q 50%Q;
      specialize (m FS (many_halves t t_positive times_t_small) halves_digits ($(1 # 2) + $(1 # 2) * t));
        met_by ltac:(fun _ => solve [of_little]) m; exact (above_half m)
    | refute_strong m ].
