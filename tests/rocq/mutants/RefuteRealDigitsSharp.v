(** * Mutants of C1 over the real numbers: (ii) and (iii), the sharpness of K, and the information

    The problem is P3 with lambda = 1/2.  Points are wrong where a coordinate is far from that of all solutions. *)

From Coq Require Import QArith Lia PeanoNat FunctionalExtensionality List.
From Coq Require Import Raxioms RIneq Rbasic_fun Rfunctions R_Ifp Rlimit Rseries R_sqrt Lra.
From Barriers Require Import OrderedFields Archimedean RealField Algorithms Computation Sharpness.
From Barriers Require Import RealComputation RealForks RealBarriers RealSharpness RealsOptimisation RealsDigits.
From Barriers Require Sums Distances Entries Optimisation Digits GeneralFields OptimisationFields SharpnessFields.
From Mutants Require Import Verdicts StrongerDigitsFields RefuteRealDigits.
From Mutants Require LargestEntry StrongerSharpnessFields RefuteLinearPrograms.
Import ListNotations.
Open Scope R_scope.

(** ** What is wrong *)

Lemma term_below n (f : nat -> R) j : (j < n)%nat -> f j * f j <= @Sums.sum R_field n (fun i => f i * f i).
Proof.
  induction n as [| n IH]; intros H;
    [lia |]. change (f j * f j <= @Sums.sum R_field n (fun i => f i * f i) + f n * f n).
  pose proof (sum_squares n f) as S. pose proof (Rle_0_sqr (f n)) as T. unfold Rsqr in T.
  destruct (Nat.eq_dec j n) as [-> | Ne]; [lra |]. specialize (IH ltac:(lia)). lra.
Qed.
Lemma near_coordinate n rho S x j v : within_euclidean n rho S x -> (j < n)%nat -> (forall s, S s -> s j = v) ->
  Rabs (x j - v) <= rho.
Proof.
  intros W Hj E. apply le_epsilon. intros e He. destruct (W e He) as (s & Ss & L). rewrite <- (E s Ss).
  apply (Rle_trans _ _ _) with (2 := L). rewrite <- sqrt_Rsqr_abs. apply sqrt_le_1; [apply Rle_0_sqr | |].
  - apply (sum_squares n (fun j => x j - s j)).
  - exact (term_below n (fun j => x j - s j) j Hj).
Qed.
Lemma member_solution p m N b g top i n s : real_admitted p top -> (forall j, 0 <= g j < top) -> (1 / 4) ^ n <= top ->
  inverse_minimisers p m N b g top (Member i n) s -> forall j, (j < S (S N))%nat ->
  s j = corner (real_coefficient p top) i j.
Proof.
  intros Ad G F H j Hj. apply (minimisers_fields p m N b g (admitted_parameters p top Ad)) in H.
  rewrite <- quarter_real in F. rewrite <- coefficient_real. destruct i.
  - apply (@Digits.solutions_one R_field p m N b g top n (admitted_real p top Ad) G F n s (le_n n)) in H.
    rewrite (H j Hj). destruct j as [| [| j]]; reflexivity.
  - apply (@Digits.solutions_two R_field p m N b g top n (admitted_real p top Ad) G F n s (le_n n)) in H.
    rewrite (H j Hj). destruct j as [| [| j]]; reflexivity.
Qed.
Lemma member_far p m N b g top rho i n x j : real_admitted p top -> (forall j, 0 <= g j < top) -> (1 / 4) ^ n <= top ->
  (j < S (S N))%nat -> rho < Rabs (x j - corner (real_coefficient p top) i j) ->
  ~ within_euclidean (S (S N)) rho (inverse_minimisers p m N b g top (Member i n)) x.
Proof.
  intros Ad G F Hj L W.
  pose proof (near_coordinate _ _ _ _ j (corner (real_coefficient p top) i j) W Hj
    (fun s H => member_solution p m N b g top i n s Ad G F H j Hj)). lra.
Qed.

(** ** (iii): any point of the diagonal up to c_w will do *)

Lemma coefficient_nonneg_real p top : real_admitted p top -> 0 <= real_coefficient p top.
Proof. intros Ad. rewrite <- coefficient_real. exact (@LargestEntry.coefficient_nonneg R_field p top (admitted_real p
  top Ad)). Qed.
Lemma coefficient_decreases_real p weak strong : real_admitted p weak -> weak <= strong ->
  real_coefficient p strong <= real_coefficient p weak.
Proof.
  intros Ad L. rewrite <- !coefficient_real.
  exact (@LargestEntry.coefficient_decreases R_field p weak strong (admitted_real p weak Ad) L).
Qed.
Lemma real_admitted_above p weak strong : real_admitted p weak -> weak <= strong -> real_admitted p strong.
Proof. destruct p; simpl; in_R; lra. Qed.

Section NoReading.
Variables (p : Optimisation.program_over R_field) (k m N : nat) (b g : nat -> R) (strong weak rho u : R).
Let cw := real_coefficient p weak.
Hypothesis bound : cw <= 2 * (1 / 10) ^ S k.
Hypothesis less : real_coefficient p strong <= cw.
Hypothesis accuracy : (1 / 10) ^ k <= rho.
Hypothesis strong_admitted : real_admitted p strong.

Lemma diagonal_of top iota : real_admitted p top -> real_coefficient p top <= cw -> 0 <= u <= cw ->
  right_family p m N b g top rho iota (plane_vector u u).
Proof.
  intros Ad L U. apply (within_fields p m N b g (admitted_parameters p top Ad)). rewrite plane_pair.
  pose proof (coefficient_nonneg_real p top Ad) as C. assert (T : 0 < (1 / 10) ^ k) by (apply pow_lt; lra).
  change ((1 / 10) ^ S k) with (1 / 10 * (1 / 10) ^ k) in bound. set (t := (1 / 10) ^ k) in *. clearbody t cw.
  apply (@inverse_within R_archimedean p m N b g top iota u rho (admitted_real p top Ad));
    [apply U | change (0 <= rho); lra |].
  pose proof (coefficient_real p top) as E. set (c := @Optimisation.coefficient R_field p top) in *.
  change ((u + c) * (u + c) + u * u <= rho * rho). clearbody c. subst c.
  set (c := real_coefficient p top) in *. clearbody c.
  assert ((u + c) * (u + c) <= (2 * cw) * (2 * cw)) by (apply Rmult_le_compat; lra).
  assert (u * u <= cw * cw) by (apply Rmult_le_compat; lra).
  assert (cw * cw <= (2 / 10 * t) * (2 / 10 * t)) by (apply Rmult_le_compat; lra).
  assert (t * t <= rho * rho) by (apply Rmult_le_compat; lra). nra.
Qed.
Lemma real_no_reading iota : real_admitted p weak -> 0 <= u <= cw ->
  right_digits p m N b g strong weak rho iota (plane_vector u u).
Proof.
  intros Ad U. destruct iota as [iota | i n].
  - apply (diagonal_of strong iota strong_admitted less U).
  - apply (diagonal_of weak (Member i n) Ad (Rle_refl _) U).
Qed.
(** The weak entries need not be admitted. *)
Lemma real_no_reading_weak f1 f2 iota : u = cw / 2 -> 0 < cw -> (forall j, 0 <= g j < weak) -> (1 / 4) ^ f2 <= weak ->
  rho = (1 / 10) ^ k -> cw < 2 * (1 / 10) ^ S k -> Digits.in_omega f1 f2 iota ->
  right_digits p m N b g strong weak rho iota (plane_vector u u).
Proof.
  intros E C G F Er B H. apply (right_fields p m N b g (admitted_parameters p strong strong_admitted)).
  rewrite plane_pair, Er. unfold cw in *. rewrite <- coefficient_real in *. rewrite <- tenth_real in *.
  assert (Eu : u = @fmul R_field (@of_Q R_field (1 # 2)) (@Optimisation.coefficient R_field p weak)).
  { rewrite of_Q_real. unfold Q2R. simpl. rewrite E. in_R. lra. }
  rewrite Eu. rewrite <- quarter_real in F.
  apply (@no_reading_weak R_archimedean p k m N b g strong weak) with (first_strong := f1) (first_weak := f2);
    try assumption.
  - change (@Optimisation.coefficient R_field p weak * @Optimisation.coefficient R_field p weak <
      @of_Q R_field 4 * (@Digits.tenth R_field (S k) * @Digits.tenth R_field (S k))).
    rewrite of_Q_real. replace (Q2R 4) with 4 by (unfold Q2R; simpl; lra). nra.
  - apply admitted_real, strong_admitted.
  - intros j. specialize (G j). split; [apply G | apply Rlt_le, G].
  - specialize (G O). change (0 < weak). lra.
Qed.
End NoReading.

Ltac window_of_weak weak :=
  try match goal with h : real_window _ (real_coefficient _ weak) |- _ =>
    let l := fresh in let u := fresh in destruct h as [l u]; rewrite ?zero_power in l, u end.
Ltac prove_RealsDigits_C1_real_no_reading :=
  intros p k m N b g strong weak f1 f2; intros;
  let B := fresh "B" in let L := fresh "L" in let Ads := fresh "Ads" in
  match goal with w : real_window ?r (real_coefficient p weak) |- _ =>
    pose proof w as B; destruct B as [L B] end;
  rewrite ?zero_power in L, B; try solve [exfalso; Lra.lra];
  let r := lazymatch type of B with _ < 2 * ?r => r end in
  assert (real_coefficient p weak <= 2 * (1 / 10) ^ S k) by
    (apply (Rle_trans _ (2 * r)); [Lra.lra | apply Rmult_le_compat_l; [Lra.lra | powers]]);
  assert (0 < real_coefficient p weak) by
    (apply (Rle_lt_trans _ (sqrt 2 * r)); [apply Rmult_le_pos; [apply sqrt_pos | nonneg] | exact L]);
  assert (Ads : real_admitted p strong) by
    (first [assumption | apply (real_admitted_above p weak); [assumption | Lra.lra]]);
  assert (real_coefficient p strong <= real_coefficient p weak) by
    (first [ apply coefficient_decreases_real; [assumption | Lra.lra]
           | match goal with w : real_window ((1 / 10) ^ S (S k)) _ |- _ =>
               let X := fresh in destruct w as [_ X]; change ((1 / 10) ^ S (S k)) with (1 / 10 * (1 / 10) ^ S k) in X;
               assert (0 < (1 / 10) ^ S k) by (apply pow_lt; Lra.lra); pose proof root_2; Lra.nra end ]);
  first
    [ lazymatch goal with |- right_digits _ _ _ _ _ _ _ ?rho ?iota (fun j => match j with O => ?u | S _ => _ end) =>
        refine (real_no_reading p k m N b g strong weak rho u _ _ _ _ iota _ _);
          first [assumption | powers | Lra.lra] end
    | lazymatch goal with |- right_digits _ _ _ _ _ _ _ ?rho ?iota (fun j => match j with O => ?u | S _ => _ end) =>
        refine (real_no_reading_weak p k m N b g strong weak rho u _ _ _ _ f1 f2 iota _ _ _ _ _ _ _);
          first [assumption | reflexivity | powers | Lra.lra] end ].

Ltac far_from i j := refine (member_far _ _ _ _ _ _ _ i _ _ j _ _ _ _ _);
  [ numbers | entrywise | number | lia
  | unfold corner, plane_vector, p3, P3, real_coefficient; simpl; in_R; unfold Rabs; destruct (Rcase_abs _); Lra.lra ].
Ltac refute_RealsDigits_C1_real_no_reading m :=
  let at_ p k N strong weak i j :=
    (specialize (m p k O N ones zeros strong weak 1%nat 1%nat); met_by ltac:(fun _ => numbers) m;
     specialize (m (Digits.Weak i 1) (le_n _)); revert m; cbv beta iota delta [right_digits]; far_from i j) in
  first
    [ at_ p3 3%nat O (200000 / 3) 400 One 1%nat
    | at_ p3 30%nat O (2 * 100000000000000000000000000000000 / 3) (2 * 381520424476945831628649898809 / 3) One 1%nat
    | at_ p3 1%nat O (2000 / 3) (200 / 3) One 1%nat
    | at_ p3 30%nat O (2 * 100000000000000000000000000000000 / 3) (2 * 10000000000000000000000000000000 / 3) One 1%nat
    | at_ p3 1%nat 1%nat (2000 / 3) (200 / 3) One 2%nat
    | at_ (P3 (1 / 8)) O O (200 / 3) (1 / 4) One 1%nat ].

(** ** (ii): the midpoint, or the larger entry is read for *)

Section Fewer.
Variables (p : Optimisation.program_over R_field) (k m N : nat) (b g : nat -> R) (strong weak rho : R) (f1 f2 : nat).
Hypothesis bound : real_coefficient p strong <= 2 * (1 / 10) ^ S (S k).
Hypothesis accuracy : (1 / 10) ^ S k <= rho.
Hypothesis strong_admitted : real_admitted p strong.
Hypothesis weak_positive : 0 < weak.
Hypothesis further : forall j, 0 <= g j <= weak.
Hypothesis weak_small : (1 / 4) ^ f2 <= weak.
Theorem real_fewer : exists B : algorithm (nat -> R), deterministic B /\
  forall information, (forall iota, Digits.in_omega f1 f2 iota ->
    real_admissible (digits_data m N b g strong weak iota) (information iota)) ->
  forall iota, Digits.in_omega f1 f2 iota -> exists n,
    attains (information iota) (right_digits p m N b g strong weak rho iota) n B 1%Q.
Proof.
  pose proof (admitted_real p strong strong_admitted) as Ad.
  assert (T : 0 < (1 / 10) ^ S k) by (apply pow_lt; lra).
  pose proof (coefficient_nonneg_real p strong strong_admitted) as C.
  change ((1 / 10) ^ S (S k)) with (1 / 10 * (1 / 10) ^ S k) in bound. set (t := (1 / 10) ^ S k) in *. clearbody t.
  pose proof (coefficient_real p strong) as E. set (c := @Optimisation.coefficient R_field p strong) in *.
  rewrite <- E in *.
  assert (Sq : c * c <= 4 / 100 * (rho * rho)).
  { assert (c * c <= (2 / 10 * rho) * (2 / 10 * rho)) by (apply Rmult_le_compat; lra). lra. }
  assert (Mid : forall iota, @OptimisationFields.digits_right R_archimedean p m N b g strong weak rho (Digits.Strong
    iota)
    (@SharpnessFields.middle R_archimedean c)).
  { intros iota. apply (@middle_within R_archimedean p m N b g strong iota c rho Ad); [change (0 <= rho); lra | |].
    - apply Rle_refl.
    - change (@of_Q R_field (5 # 2) * (c * c) <= rho * rho). rewrite of_Q_real.
      replace (Q2R (5 # 2)) with (5 / 2) by (unfold Q2R; simpl;
        lra). pose proof (Rle_0_sqr rho) as P. unfold Rsqr in P. lra. }
  destruct (@fewer_weak R_archimedean p m N b g strong weak rho f1 f2 Mid Ad) as (s & l & E_r).
  - change (0 <= rho). lra.
  - change (c * c <= @of_Q R_field (4 # 10) * (rho * rho)). rewrite of_Q_real.
    replace (Q2R (4 # 10)) with (4 / 10) by (unfold Q2R; simpl;
      lra). pose proof (Rle_0_sqr rho) as P. unfold Rsqr in P. lra.
  - exact weak_positive.
  - exact further.
  - rewrite quarter_real. exact weak_small.
  - eexists. split; [apply (@SharpnessFields.fewer_digits_over_deterministic R_archimedean p strong weak s l) |].
    intros information A iota Hi. destruct (E_r information) with (iota := iota) as [n R]; [| exact Hi |].
    + intros iota' Hi'. assert (F : forall j, digits_data m N b g strong weak iota' j =
        @Digits.digits_evaluation R_field m N b g strong weak iota' j)
        by (intros j; destruct iota'; apply inverse_data_abstract).
      intros j i. rewrite <- F. apply (admissible_real _ _ (A iota' Hi')).
    + exists n. revert R. apply attains_weaken; [| lia]. intros x.
      apply (right_fields p m N b g (admitted_parameters p strong strong_admitted)).
Qed.
End Fewer.

Ltac prove_RealsDigits_C1_real_fewer_digits :=
  intros p k m N b g strong weak f1 f2; intros;
  let B := fresh "B" in let L := fresh "L" in let T := fresh "T" in
  match goal with w : real_window ?r (real_coefficient p strong) |- _ => pose proof w as B; destruct B as [L B] end;
  rewrite ?zero_power in L, B; try solve [exfalso; Lra.lra];
  let r := lazymatch type of B with _ < 2 * ?r => r end in
  assert (real_coefficient p strong <= 2 * (1 / 10) ^ S (S k)) by
    (apply (Rle_trans _ (2 * r)); [Lra.lra | apply Rmult_le_compat_l; [Lra.lra | powers]]);
  assert (real_admitted p strong) by (first [assumption | apply (real_admitted_above p weak); [assumption | Lra.lra]]);
  assert (0 < weak) by
    (first [ apply (real_admitted_positive p); assumption
           | match goal with h : forall j : nat, _ |- _ => specialize (h O); Lra.lra end ]);
  assert (forall j, 0 <= g j <= weak) by below;
  assert ((1 / 4) ^ f2 <= weak) by (eapply power_at; [eassumption | apply le_n | Lra.lra]);
  lazymatch goal with |- context [right_digits _ _ _ _ _ _ _ ?rho _] =>
    let rho := lazymatch rho with (?a ^ _) => constr:(a ^ S k) end in
    assert (T : (1 / 10) ^ S k <= rho) by powers;
    apply (fun X Y Z U V W => real_fewer p k m N b g strong weak rho f1 f2 X Y Z U V W) in T; try assumption;
    first [ exact T
          | let n := fresh "n" in let D := fresh "D" in let H := fresh "H" in
            let C := fresh "C" in destruct T as (C & D & T); exists C; split; [exact D |]; intros info A iota Hi;
            destruct (T info A iota Hi) as [n H]; exists n; apply (attains_less _ _ _ _ _ _ H); discriminate ]
  end.

(** *** The inputs of a family that no tree serves *)

Lemma strong_unserved p N strong weak rho f2 (B : algorithm (nat -> R)) : real_admitted p strong ->
  1 / 4 <= strong -> 0 <= rho ->
  sqrt 2 * rho < real_coefficient p strong ->
  (forall iota, Digits.in_omega 1 f2 iota -> exists n, attains (digits_answers 0 N ones zeros strong weak iota)
    (right_digits p 0 N ones zeros strong weak rho iota) n B 1%Q) -> False.
Proof.
  intros Ad F R C H. destruct (H (Digits.Strong Limit) I) as [l L]. set (n := Datatypes.S l).
  destruct (H (Digits.Strong (Member One n))) as [l1 L1]; [cbn; lia |].
  destruct (H (Digits.Strong (Member Two n))) as [l2 L2]; [cbn; lia |].
  assert (Z : forall j, 0 <= zeros j < strong) by (intros j; unfold zeros; lra).
  assert (X : (1 + 1 <= 2 - 1)%Q); [| apply X; reflexivity].
  refine (coupling_two _ _ _ _ _ _ _ _ _ _ _ _ _ L _ _ _ L1 L2).
  - apply (real_fork_alike (inverse_data 0 N ones zeros strong) 1 One l n); lia.
  - apply (real_fork_alike (inverse_data 0 N ones zeros strong) 1 Two l n); lia.
  - intros x X Y. pose proof (small_quarter n ltac:(lia)).
    apply (not_both p 0 N ones zeros strong rho Ad Z R C n x ltac:(lra) X Y).
Qed.
(** Two weak inputs with the same answers, up to the level of a run. *)
Lemma weak_unserved (o o' : oracle) n l l' (B : algorithm (nat -> R)) : agree l o o' -> (1 / 4) ^ n <= 20 / 3 ->
  attains o (right_digits p3 0 0 ones zeros (200 / 3) (20 / 3) ((1 / 10) ^ 1) (Digits.Weak One n)) l B 1%Q ->
  attains o' (right_digits p3 0 0 ones zeros (200 / 3) (20 / 3) ((1 / 10) ^ 1) (Digits.Weak Two n)) l' B 1%Q -> False.
Proof.
  intros Ag F A A'. assert (X : (1 + 1 <= 1)%Q); [| apply X; reflexivity].
  refine (coupling _ _ _ _ _ _ _ _ _ A Ag _ A'). intros x Y Z.
  refine (not_both p3 0 0 ones zeros (20 / 3) ((1 / 10) ^ 1) _ _ _ _ n x F Y Z); first [numbers | entrywise | number].
Qed.
Lemma weak_alike : agree 0 (digits_answers 0 0 ones zeros (200 / 3) (20 / 3) (Digits.Weak One 1))
  (digits_answers 0 0 ones zeros (200 / 3) (20 / 3) (Digits.Weak Two 1)).
Proof.
  pose proof (fun i => real_fork_alike (inverse_data 0 0 ones zeros (20 / 3)) 1 i 0 1 (le_n 1) (Nat.le_0_l 1)) as Al.
  intros j l Hl. etransitivity; [symmetry; apply (Al One j l Hl) | apply (Al Two j l Hl)].
Qed.
Definition no_answers (_ : Digits.input) : oracle := fun _ _ => 0%Q.
Definition none_at_0 (iota : Digits.input) : oracle :=
  match iota with Digits.Weak _ O => fun _ _ => 0%Q | _ => digits_answers 0 0 ones zeros (200 / 3) (20 / 3) iota end.
Lemma none_at_0_admissible iota : Digits.in_omega 1 1 iota ->
  real_admissible (digits_data 0 0 ones zeros (200 / 3) (20 / 3) iota) (none_at_0 iota).
Proof.
  intros H. pose proof (C1_real_admissible 0 0 ones zeros (200 / 3) (20 / 3) 1 1 (le_n 1) (le_n 1) iota H) as A.
  destruct iota as [iota | i [| n]]; [exact A | cbn in H; lia | exact A].
Qed.
Ltac refute_RealsDigits_C1_real_fewer_digits m :=
  let B := fresh "B" in let D := fresh "D" in let n := fresh "n" in let A := fresh "A" in let A' := fresh "A'" in
  let at_ k strong weak := (specialize (m p3 k O O ones zeros strong weak 1%nat 1%nat);
    met_by ltac:(fun _ => numbers) m) in
  let one strong weak := (specialize (m (digits_answers 0 0 ones zeros strong weak)
    (C1_real_admissible 0 0 ones zeros strong weak 1 1 (le_n 1) (le_n 1)))) in
  first
    [ at_ O (200 / 3) (20 / 3);
      first
        [ destruct (m (Flip (Output origin) (Output origin))) as [D _]; inversion D
        | destruct m as (B & D & m); one (200 / 3) (20 / 3); destruct (m (Digits.Strong Limit) I) as [n A];
          apply attains_le_one in A; apply A; reflexivity
        | destruct m as (B & D & m); one (200 / 3) (20 / 3);
          refine (weak_unserved _ _ 1 _ _ B _ _ (m (Digits.Weak One 1) (le_n 1) O) (m (Digits.Weak Two 1) (le_n 1) O));
          [apply weak_alike | number]
        | destruct m as (B & D & m); specialize (m no_answers);
          try (let h := fresh in assert (h : exists iota, Digits.in_omega 1 1 iota ->
            real_admissible (digits_data 0 0 ones zeros (200 / 3) (20 / 3) iota) (no_answers iota)) by
            (exists (Digits.Weak One O); intros h; cbn in h; lia); specialize (m h); clear h);
          destruct (m (Digits.Weak One 1) (le_n 1)) as [? A]; destruct (m (Digits.Weak Two 1) (le_n 1)) as [? A'];
          refine (weak_unserved _ _ 1 _ _ B _ _ A A'); [intros ? ? ?; reflexivity | number]
        | destruct m as (B & D & m); specialize (m none_at_0 none_at_0_admissible);
          destruct (m (Digits.Weak One O)) as [? A]; destruct (m (Digits.Weak Two O)) as [? A'];
          refine (weak_unserved _ _ O _ _ B _ _ A A'); [intros ? ? ?; reflexivity | number] ]
    | let unserved k strong weak :=
        (at_ k strong weak; destruct m as (B & D & m); one strong weak; revert m; apply strong_unserved;
         [numbers | Lra.lra | first [numbers | apply pow_le; Lra.lra] | number]) in
      first
        [ unserved O (200 / 3) (20 / 3) | unserved O 2 (3 / 2) | unserved 2%nat 400 300
        | unserved 30%nat (2 * 3433683820292512484657849089281 / 3) 100
        | unserved 30%nat (2 * 100000000000000000000000000000000 / 3) 100 ] ].

(** ** The information: at index 0 the answers about the limit may be too far off *)

Lemma nearest_three_quarters : Q2R (real_nearest (3 / 4) 0) = 1.
Proof.
  unfold real_nearest. destruct (base_Int_part (3 / 4 * 2 ^ 0 + 1 / 2)) as [L U]. set (z := Int_part _) in *.
  simpl in L, U. assert (A : (z < 2)%Z) by (apply lt_IZR; lra). assert (B : (0 < z)%Z) by (apply lt_IZR; lra).
  replace z with 1%Z by lia. unfold Q2R. simpl. lra.
Qed.
Ltac refute_RealBarriers_C1_real_admissible m :=
  let a := fresh "a" in
  let at_ i j iota := (specialize (m O O zeros zeros (3 / 4) (3 / 4) i j);
    met_by ltac:(fun _ => lia) m; specialize (m iota); met_by ltac:(fun _ => apply le_n) m;
    destruct (m 1%nat O) as [_ a];
    change (Rabs (Q2R (real_nearest (3 / 4) 0) - (3 / 4 - 1)) <= 1) in a; rewrite nearest_three_quarters in a;
    rewrite Rabs_pos_eq in a; Lra.lra) in
  first [ at_ O 1%nat (Digits.Strong (Member One 0)) | at_ 1%nat O (Digits.Weak One 0)
        | at_ 1%nat 1%nat (Digits.Strong (Member One 0)) ].

(** ** The sharpness of K: corners that are wrong *)

Ltac prove_RealsDigits_C1_real_sharp :=
  intros p m N b g top first rho info; intros;
  let Ad := fresh "Ad" in let F := fresh "F" in let T := fresh "T" in let H := fresh "H" in let H' := fresh "H'" in
  assert (Ad : real_admitted p top) by assumption;
  assert (F : (1 / 4) ^ first <= top) by (eapply power_at; [eassumption | apply le_n | Lra.lra]);
  rewrite <- quarter_real in F;
  assert (T := fun G R A => @StrongerSharpnessFields.C1_sharp_any R_archimedean p m N b g top first
    (admitted_real p top Ad) G F info rho O R A);
  destruct T as [H H'];
    [ let j := fresh "j" in intros j; match goal with h : forall j : nat, _ |- _ => specialize (h j) end;
      change (0 <= g j <= top); Lra.lra
    | assumption
    | let i := fresh "i" in let Hi := fresh "Hi" in let j := fresh "j" in let l := fresh "l" in
      intros i Hi j l; rewrite <- inverse_data_abstract;
      match goal with A : forall iota, _ -> real_admissible _ _ |- _ => apply (admissible_real _ _ (A i Hi)) end
    | rewrite !plane_pair, <- coefficient_real; split; [exact H |];
      let i := fresh "i" in let Hi := fresh "Hi" in let H1 := fresh in let H2 := fresh in
      intros i Hi; destruct (H' i Hi) as [H1 H2];
      split; [revert H1 | revert H2]; apply at_least_weaken; intros ?;
        apply (within_fields p m N b g (admitted_parameters p top Ad)) ].

(** The only solution, where one entry is the largest in absolute value; and 0, where lambda is larger than all. *)
Lemma alone_far p N g top T s k rho i n x j : real_admitted p T -> s * s = 1 -> (k < S (S N))%nat ->
  (j < S (S N))%nat ->
  (let A := @Optimisation.family_matrix R_field (entry_1 top (Member i n)) (entry_2 top (Member i n)) ones g 1 in
   A O k = s * T /\ forall l, (l < S (S N))%nat -> l <> k -> Rabs (A O l) < T) ->
  rho < Rabs (x j - @LargestEntry.unit R_field k (s * real_coefficient p T) j) ->
  ~ within_euclidean (S (S N)) rho (inverse_minimisers p 0 N ones g top (Member i n)) x.
Proof.
  intros Ad S1 Hk Hj [At Less] L W. pose proof (real_admitted_positive p T Ad) as Pos.
  set (A := @Optimisation.family_matrix R_field (entry_1 top (Member i n)) (entry_2 top (Member i n)) ones g 1) in *.
  assert (Row : forall l, (l < S (S N))%nat -> Rabs (A O l) <= T).
  { intros l Hl. destruct (Nat.eq_dec l k) as [-> | Ne]; [| apply Rlt_le, Less; assumption].
    rewrite At, Rabs_mult, (Rabs_pos_eq T) by lra. assert (Rabs s = 1); [| nra].
    assert (Rabs s * Rabs s = 1) by (rewrite <- Rabs_mult, S1; apply Rabs_R1). pose proof (Rabs_pos s). nra. }
  destruct (@LargestEntry.largest_minimises R_field p 0 (S (S N)) A T s k (admitted_real p T Ad)) as [_ U].
  - intros l Hl. rewrite abs_real. apply Row, Hl.
  - exact Hk.
  - exact S1.
  - exact At.
  - intros l Hl. lia.
  - pose proof (near_coordinate _ _ _ _ j (@LargestEntry.unit R_field k (s * real_coefficient p T) j) W Hj) as Near.
    apply (Rlt_not_le _ _ L), Near. intros z Z.
    apply (minimisers_fields p 0 N ones g (admitted_parameters p T Ad)) in Z.
    unfold Digits.inverse_solutions, Digits.inverse_matrix in Z. rewrite <- entry_1_abstract, <- entry_2_abstract in Z.
    rewrite <- coefficient_real. apply (U ltac:(intros l Hl Ne; rewrite abs_real; apply (Less l Hl Ne)) z Z j Hj).
Qed.

Section SharpWrong.
Variables (right : fork -> (nat -> R) -> Prop) (info : fork -> oracle) (first : nat) (s1 s2 : nat -> R) (iota : fork).
Hypothesis attained : bounds_attained right info first s1 s2.
Hypothesis an_input : is_input first iota.
Hypothesis s1_wrong : ~ right iota s1.
Lemma sharp_wrong : ~ right iota s2 -> False.
Proof.
  intros W. destruct (proj2 attained iota an_input) as [C _]. destruct (C (1 # 8)%Q eq_refl) as [l A].
  apply RefuteLinearPrograms.coin_at_most in A; [apply A; reflexivity | exact s1_wrong | exact W].
Qed.
(** Nothing is known of which entry is larger. *)
Lemma sharp_silent : (forall l, info iota 1%nat l = info iota O l) -> False.
Proof.
  intros E. destruct (proj2 attained iota an_input) as [_ T]. destruct (T (1 # 8)%Q eq_refl) as [l A].
  apply (RefuteLinearPrograms.two_thirds_at_most _ _ _ _ _ _ (1 # 2) 0) in A;
    [apply A; reflexivity | discriminate | discriminate | |].
  - intros q H. apply attains_flip_inv in H as (u & v & U & V & L). pose proof (attains_le_one _ _ _ _ _ V).
    apply attains_output_inv in U as [U | U]; [Lqa.lra | contradiction].
  - intros q. apply RefuteLinearPrograms.reader_silent; [exact s1_wrong |]. intros i. rewrite E.
    apply (RefuteLinearPrograms.equal_readings (info iota O)).
Qed.
End SharpWrong.
Definition fork_nearest (N : nat) (g : nat -> R) (top : R) (iota : fork) : oracle :=
  fun k l => real_nearest (inverse_data 0 N ones g top iota k) l.
Lemma fork_nearest_admissible N g top first iota : is_input first iota ->
  real_admissible (inverse_data 0 N ones g top iota) (fork_nearest N g top iota).
Proof. intros _. apply real_nearest_admissible. Qed.
Definition fork_silent (_ : fork) : oracle := fun _ _ => 0%Q.

Ltac case_abs := unfold Rabs; repeat destruct (Rcase_abs _); Lra.lra.
Ltac far_number := unfold corner, plane_vector, P3, p3, P1, p1, p1_far, real_coefficient, LargestEntry.unit;
  simpl; in_R; solve [Lra.lra | case_abs].
(** All solutions of this input have one entry. *)
Ltac far_alone T s k i j := refine (alone_far _ _ _ _ T s k _ i _ _ j _ _ _ _ _ _);
  [ numbers | Lra.lra | lia | lia
  | split; [cbn; unfold column, zeros; in_R; Lra.lra |];
    let l := fresh "l" in intros l Hl Ne; destruct l as [| [| [| l]]]; try lia; cbn; unfold column, zeros; in_R;
      case_abs
  | far_number ].
Lemma lambda_far i x j : (j < 2)%nat -> 0 < Rabs (x j) ->
  ~ within_euclidean 2 0 (inverse_minimisers (P3 1000) 0 0 ones zeros (200 / 3) (Member i 1)) x.
Proof.
  intros Hj L W. apply (Rlt_not_le _ _ L). rewrite <- (Rminus_0_r (x j)).
  apply (near_coordinate _ _ _ _ j 0 W Hj). intros z Z.
  apply (minimisers_fields (P3 1000) 0 0 ones zeros ltac:(simpl; lra)) in Z.
  apply (@LargestEntry.zero_alone R_field 0 2 (@Digits.inverse_matrix R_field 0 ones zeros
    (@Entries.first_entry R_field (200 / 3) (Member i 1)) (@Entries.second_entry R_field (200 / 3) (Member i 1))) 200
      1000).
  - intros l Hl. rewrite abs_real. unfold Digits.inverse_matrix. rewrite <- entry_1_abstract, <- entry_2_abstract.
    destruct i, l as [| [| l]]; try lia; cbn; in_R; case_abs.
  - in_R. lra.
  - exact Z.
  - exact Hj.
Qed.
Lemma below_0 n S x : (0 < n)%nat -> ~ within_euclidean n (-1) S x.
Proof.
  intros H W. destruct (W (1 / 2) ltac:(lra)) as (s & _ & L).
  pose proof (sqrt_pos (@Sums.sum R_field n (fun j => (x j - s j) * (x j - s j)))). lra.
Qed.
Ltac refute_RealsDigits_C1_real_sharp m :=
  let met_info N g top first := (met_by ltac:(fun _ => lazymatch goal with
    | |- forall iota, _ -> real_admissible _ _ => first [ exact (fork_nearest_admissible N g top first) ]
    | |- exists iota, _ -> real_admissible _ _ =>
        exists (Member One O); let h := fresh in intros h; exfalso; cbn in h; lia
    | |- _ => numbers end) m) in
  let at_ p N g top first rho info := (specialize (m p O N ones g top first rho info); met_info N g top first) in
  let wrong p N g top first rho iota tac := (at_ p N g top first rho (fork_nearest N g top);
    refine (sharp_wrong _ _ _ _ _ iota m (le_n _) _ _); cbv beta; tac ()) in
  first
    [ wrong p3 O zeros (200 / 3) 1%nat 0 (Member One 1) ltac:(fun _ => far_from One 1%nat)
    | wrong p3 O zeros (200 / 3) 1%nat 0 (Member Two 1) ltac:(fun _ => far_from Two O)
    | at_ p3 O zeros (200 / 3) 1%nat 0 fork_silent;
      refine (sharp_silent _ _ _ _ _ (Member Two 1) m (le_n _) _ (fun _ => eq_refl)); cbv beta; far_from Two O
    | wrong p3 1%nat (column 1000) (200 / 3) 1%nat 0 (Member One 1) ltac:(fun _ => far_alone 1000 1 2%nat One 2%nat)
    | wrong (P3 1000) O zeros (200 / 3) 1%nat 0 (Member One 1)
        ltac:(fun _ => first [ apply (lambda_far One _ 0); [lia | far_number] | apply (lambda_far One _ 1);
          [lia | far_number] ])
    | wrong p1 O zeros (1 / 100) 1%nat 0 (Member One 1)
        ltac:(fun _ => first [far_alone (6 / 25) (-1) 1%nat One 0%nat | far_alone (6 / 25) (-1) 1%nat One 1%nat])
    | wrong p1_far O zeros (1 / 3125) 5%nat 0 (Member One 5)
        ltac:(fun _ => first [ far_alone (2101 / 3200000) (-1) 1%nat One 0%nat
                             | far_alone (2101 / 3200000) (-1) 1%nat One 1%nat ])
    | wrong p3 O zeros (200 / 3) 1%nat (-1) (Member One 1) ltac:(fun _ => apply below_0; lia) ].
