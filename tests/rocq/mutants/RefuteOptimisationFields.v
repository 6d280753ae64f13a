(** * Mutants of C1 and D for general algorithms

    The field is Q, the problem P3 with lambda = 1/2, one row.  Two digits: the strong entry is 200/3,
      with c = 3/200; the
    weak entry is 20/3, or 50 where nothing is asked of it, as then one output serves both families to two digits. *)

From Coq Require Import QArith Qabs List Lqa Lia PeanoNat.
From Barriers Require Import OrderedFields Archimedean ProbabilitySpaces Algorithms Computation.
From Barriers Require Import GeneralAlgorithms GeneralForks GeneralFields.
From Barriers Require Import Sums Optimisation Distances Entries Digits OptimisationFields SharpnessFields
  VacuityFields.
From Barriers Require LinearPrograms.
From Mutants Require Import Verdicts RefuteFields Comparing.
Import ListNotations.
Open Scope Q_scope.

Definition p3 : program_over FQ := P3 (1 # 2).
Definition all_ones (_ : nat) : KQ := 1.
Definition zeros (_ : nat) : KQ := 0.
(** The third column has the entry G in the first row. *)
Definition column (G : Q) (j : nat) : KQ := match j with 2%nat => G | _ => 0 end.
(** v e_3 *)
Definition at3 (v : Q) (j : nat) : KQ := match j with 2%nat => v | _ => 0 end.
Definition origin : nat -> KQ := fun _ => 0.

Ltac rational := vm_compute; first [reflexivity | discriminate | repeat split; first [reflexivity | discriminate]].
Ltac entrywise := let j := fresh "j" in intros j; try (destruct j as [| [| [| j]]]); split; rational.

(** ** What is a solution, and near to one *)

Lemma near_origin N rho (S : (nat -> Q) -> Prop) x : 0 <= rho -> S x ->
  sum (K := FQ) (Datatypes.S (Datatypes.S N)) (fun j => x j * x j) <= rho * rho ->
  within_of (euclidean_over (K := KQ) (Datatypes.S (Datatypes.S N))) rho S origin.
Proof.
  intros R X L e E. exists x. split; [exact X |]. change (0 < e) in E. split; [change (0 <= rho + e); lra |].
  assert (P : power_sum (K := FQ) 2 (Datatypes.S (Datatypes.S N)) origin x == sum (K :=
    FQ) (Datatypes.S (Datatypes.S N)) (fun j => x j * x j)).
  { apply (sum_same (K := FQ)). intros j _. change (fpower (K := FQ) (fabs (K := FQ) (0 - x j)) 2 == x j * x j).
    transitivity ((0 - x j) * (0 - x j)); [exact (power_two (K := FQ) _) | ring]. }
  change (power_sum (K := FQ) 2 (Datatypes.S (Datatypes.S N)) origin x <= (rho + e) * ((rho + e) * 1)).
  rewrite P. nra.
Qed.

Section Corners.
Variables (N : nat) (g : nat -> KQ) (top rho c : Q).
Hypothesis top_admitted : admitted (K := FQ) p3 top.
Hypothesis further : forall j, 0 <= g j < top.
Hypothesis rho_nonneg : 0 <= rho.
Hypothesis near : (c - 1 / top) * (c - 1 / top) <= rho * rho.

Lemma top_positive' : 0 < top. Proof. exact (admitted_positive (K := FQ) p3 top top_admitted). Qed.
Lemma corner_value : 0 <= 1 / top.
Proof. pose proof top_positive'. apply Qle_shift_div_l; lra. Qed.

Definition corner (i : branch) : nat -> KQ := match i with One => pair (K := FQ) c 0 | Two => pair (K := FQ) 0 c end.

Lemma near_member first i n : (first <= n)%nat -> quarter (K := FQ) first <= top ->
  within_of (euclidean_over (K := KQ) (S (S N))) rho (inverse_solutions (K :=
    FQ) p3 0 N all_ones g top (Member i n)) (corner i).
Proof.
  intros Hn F. destruct i.
  - apply (within_plane (K := KQ) N rho _ c 0 (1 / top) 0 rho_nonneg).
    + apply (solutions_one (K := FQ) p3 0 N all_ones g top first top_admitted further F n _ Hn). intros j _.
      reflexivity.
    + change ((c - 1 / top) * (c - 1 / top) + (0 - 0) * (0 - 0) <= rho * rho). lra.
  - apply (within_plane (K := KQ) N rho _ 0 c 0 (1 / top) rho_nonneg).
    + apply (solutions_two (K := FQ) p3 0 N all_ones g top first top_admitted further F n _ Hn). intros j _.
      reflexivity.
    + change ((0 - 0) * (0 - 0) + (c - 1 / top) * (c - 1 / top) <= rho * rho). lra.
Qed.
Lemma near_limit i :
  within_of (euclidean_over (K := KQ) (S (S N))) rho (inverse_solutions (K :=
    FQ) p3 0 N all_ones g top Limit) (corner i).
Proof.
  pose proof corner_value as V. destruct i.
  - apply (within_plane (K := KQ) N rho _ c 0 (1 / top) 0 rho_nonneg).
    + apply (solutions_limit (K := FQ) p3 0 N all_ones g top top_admitted further). exists (1 / top), 0.
      split; [intros j _; reflexivity |]. split; [exact V |]. split; [apply Qle_refl | apply Qplus_0_r].
    + change ((c - 1 / top) * (c - 1 / top) + (0 - 0) * (0 - 0) <= rho * rho). lra.
  - apply (within_plane (K := KQ) N rho _ 0 c 0 (1 / top) rho_nonneg).
    + apply (solutions_limit (K := FQ) p3 0 N all_ones g top top_admitted further). exists 0, (1 / top).
      split; [intros j _; reflexivity |]. split; [apply Qle_refl |]. split; [exact V | apply Qplus_0_l].
    + change ((0 - 0) * (0 - 0) + (c - 1 / top) * (c - 1 / top) <= rho * rho). lra.
Qed.
End Corners.

(** Where the third column has the largest entry, e_3 / G is a solution of all problems of a family. *)
Lemma third_solves (top G : Q) iota : 1 # 4 <= top -> top <= G -> 1 # 2 < G -> is_input 1 iota ->
  inverse_solutions (K := FQ) p3 0 1 all_ones (column G) top iota (at3 (1 / G)).
Proof.
  intros T L A H. assert (Q4 : forall i n, iota = Member i n -> 0 < quarter (K := FQ) n /\ quarter (K :=
    FQ) n <= 1 # 4).
  { intros i n ->. split; [exact (Entries.quarter_positive (K := FQ) n) | exact (quarter_decreases (K := FQ) 1 n H)]. }
  assert (E : 0 <= first_entry (K := FQ) top iota <= G /\ 0 <= second_entry (K := FQ) top iota <= G).
  { destruct iota as [| [|] n]; cbn [first_entry second_entry];
      [| pose proof (Q4 _ _ eq_refl) as [? ?].. ]; in_Q; repeat split; lra. }
  assert (V : 0 <= 1 / G) by (apply Qle_shift_div_l; lra).
  assert (R : forall j, (j < 3)%nat -> 0 <= inverse_matrix (K := FQ) 0 all_ones (column G)
    (first_entry (K := FQ) top iota) (second_entry (K := FQ) top iota) O j <= G).
  { intros [| [| [| j]]] Hj; [exact (proj1 E) | exact (proj2 E) | | lia]. split; [cbn; in_Q; lra | apply Qle_refl]. }
  assert (X : solution (K := FQ) 3 (inverse_matrix (K := FQ) 0 all_ones (column G)
    (first_entry (K := FQ) top iota) (second_entry (K := FQ) top iota)) G p3 (at3 (1 / G))).
  { split; [| change (0 + 0 + 0 + 1 / G == 1 / G); ring]. intros [| [| [| j]]] Hj; [split;
    [discriminate | reflexivity].. | | lia].
    split; [exact V |]. intros B. change (G < G) in B. lra. }
  refine (proj2 (minimiser_solution (K := FQ) 0 3 _ G p3 R _ _ _ X _) X).
  - intros i j Hi. lia.
  - split; [reflexivity | exact A].
Qed.
Lemma third_near (top G rho : Q) iota : 1 # 4 <= top -> top <= G -> 1 # 2 < G -> is_input 1 iota -> 0 <= rho ->
  1 <= rho * G ->
  within_of (euclidean_over (K := KQ) 3) rho (inverse_solutions (K := FQ) p3 0 1 all_ones (column G) top iota) origin.
Proof.
  intros T L A H R B. apply (near_origin 1 rho _ (at3 (1 / G)) R); [apply third_solves; assumption |].
  change (0 + 0 * 0 + 0 * 0 + 1 / G * (1 / G) <= rho * rho).
  assert (V : 0 <= 1 / G) by (apply Qle_shift_div_l; lra). assert (W : 1 / G <= rho) by (apply Qle_shift_div_r; lra).
    nra.
Qed.

(** If lambda is as large as the entries, 0 is a solution. *)
Lemma origin_solves (lambda top : Q) iota : 1 <= top -> top <= lambda ->
  inverse_solutions (K := FQ) (P3 lambda) 0 0 all_ones zeros top iota origin.
Proof.
  intros T L. set (a := first_entry (K := FQ) top iota : Q). set (b := second_entry (K := FQ) top iota : Q).
  assert (Q1 : forall n, 0 < quarter (K := FQ) n /\ quarter (K := FQ) n <= 1).
  { intros n. split; [exact (Entries.quarter_positive (K := FQ) n) | exact (quarter_decreases (K :=
    FQ) 0 n (Nat.le_0_l n))]. }
  assert (E : 0 <= a <= lambda /\ 0 <= b <= lambda).
  { unfold a, b. destruct iota as [| [|] n]; cbn [first_entry second_entry]; [| pose proof (Q1 n) as [? ?].. ]; in_Q;
    repeat split; lra. }
  assert (O : forall v : Q, 1 <= v -> objective (K := FQ) (P3 lambda) 1 2 (inverse_matrix (K :=
    FQ) 0 all_ones zeros a b) e1 origin v).
  { intros v V. exists 1. split; [discriminate |]. split.
    - change (0 + (0 + a * 0 + b * 0 - 1) * (0 + a * 0 + b * 0 - 1) <= 1 * 1). ring_simplify. discriminate.
    - change (lambda * (0 + fabs (K := FQ) 0 + fabs (K := FQ) 0) + 1 <= v). change (fabs (K := FQ) 0) with 0. lra. }
  split; [exists 1; apply O, Qle_refl |]. intros x v (s & S & B & V). apply O.
  change (0 <= s) in S.
  change (0 + (0 + a * x 0%nat + b * x 1%nat - 1) * (0 + a * x 0%nat + b * x 1%nat - 1) <= s * s) in B.
  change (lambda * (0 + fabs (K := FQ) (x 0%nat) + fabs (K := FQ) (x 1%nat)) + s <= v) in V.
  pose proof (abs_rational (x 0%nat)) as A0. pose proof (abs_rational (x 1%nat)) as A1.
  pose proof (Qle_Qabs (x 0%nat)) as B0. pose proof (Qle_Qabs (x 1%nat)) as B1.
  pose proof (Qabs_nonneg (x 0%nat)) as C0. pose proof (Qabs_nonneg (x 1%nat)) as C1.
  assert (D0 : a * x 0%nat <= lambda * Qabs (x 0%nat)) by nra.
    assert (D1 : b * x 1%nat <= lambda * Qabs (x 1%nat)) by nra.
  assert (D : 1 - a * x 0%nat - b * x 1%nat <= s) by nra.
  assert (F : lambda * (0 + fabs (K := FQ) (x 0%nat) + fabs (K :=
    FQ) (x 1%nat)) == lambda * Qabs (x 0%nat) + lambda * Qabs (x 1%nat)).
  { rewrite A0, A1. ring. }
  rewrite F in V. lra.
Qed.
Lemma origin_itself (rho : Q) N (S : (nat -> Q) -> Prop) : 0 <= rho -> S origin -> within_of (euclidean_over (K :=
  KQ) (Datatypes.S (Datatypes.S N))) rho S origin.
Proof.
  intros R H. apply (near_origin N rho S origin R H).
  assert (Z : sum (K := FQ) (Datatypes.S (Datatypes.S N)) (fun j => origin j * origin j) == 0)
    by (apply (sum_zero (K := FQ)); intros j _; reflexivity).
  rewrite Z. nra.
Qed.

(** ** Algorithms that say one thing *)

Section Saying.
Context {M : Type} (D : oracle -> Prop) (x : M) (o : oracle).
Lemma says_sure (G : M -> Prop) : G x -> at_least sure (ends (says (W := outcomes) x D) o G) 1.
Proof.
  intros H. apply (weighted_reach _ _ _ _ _ true false false); [intros _; apply ask_ends; exact H | apply reach_no..
    | discriminate].
Qed.
Lemma says_event m : event sure (ends_by m (says (W := outcomes) x D) o (fun _ => True)).
Proof. apply weighted_event; apply ask_ends_dec; left; exact I. Qed.
End Saying.
Ltac nothing_likely := match goal with |- at_least ?P _ _ => exact (VacuityGeneral.nothing_is_certain P _) end.

(** ** C1: what attains 2/3 and 1/2, with the weak entry 50 *)

Notation large := (200 # 3).
Definition tell_digits := digits_oracle (K := KQ) 0 0 all_ones zeros large 50.
Definition digits_f := digits_evaluation (K := FQ) 0 0 all_ones zeros large 50.
Notation two_digits := (digits_right (K := KQ) p3 0 0 all_ones zeros large 50 (tenth (K := FQ) 2)).
Lemma told_about iota : in_omega 1 1 iota -> answers_about (digits_f iota : nat -> KQ) (tell_digits iota).
Proof. exact (C1_fields_admissible (K := KQ) 0 0 all_ones zeros large 50 1 1 (le_n 1) (le_n 1) iota). Qed.
Definition first_corner : nat -> KQ := corner (3 # 200) One.
Definition second_corner : nat -> KQ := corner (3 # 200) Two.
Definition kind (iota : input) : option branch :=
  match iota with Strong Limit => None | Strong (Member i _) | Weak i _ => Some i end.
Lemma right_member i n iota : iota = Strong (Member i n) \/ iota = Weak i n -> (1 <= n)%nat ->
  two_digits iota (corner (3 # 200) i).
Proof.
  intros [-> | ->] H.
  - refine (near_member 0 zeros large (tenth (K := FQ) 2) (3 # 200) _ _ _ _ 1 i n H _); [split;
    reflexivity | entrywise | rational..].
  - refine (near_member 0 zeros 50 (tenth (K := FQ) 2) (3 # 200) _ _ _ _ 1 i n H _); [split;
    reflexivity | entrywise | rational..].
Qed.
Lemma right_limit i : two_digits (Strong Limit) (corner (3 # 200) i).
Proof. refine (near_limit 0 zeros large (tenth (K := FQ) 2) (3 # 200) _ _ _ _ i); [split;
  reflexivity | entrywise | rational..]. Qed.
Lemma right_kind i iota : in_omega 1 1 iota -> kind iota = Some i \/ kind iota = None ->
  two_digits iota (corner (3 # 200) i).
Proof.
  destruct iota as [[| j n] | j n]; intros H [E | E]; try discriminate E; try (injection E as ->).
  - apply right_limit.
  - exact (right_member i n _ (or_introl eq_refl) H).
  - exact (right_member i n _ (or_intror eq_refl) H).
Qed.
(** The two entries. *)
Lemma entries iota : exists top, digits_f iota O = match iota with Strong j => first_entry (K :=
  FQ) top j | Weak i n => first_entry (K := FQ) top (Member i n) end /\
  digits_f iota 1%nat = match iota with Strong j => second_entry (K := FQ) top j | Weak i n => second_entry (K :=
    FQ) top (Member i n) end.
Proof.
  destruct iota as [j | i n]; [exists large | exists 50]; (split;
    [exact (evaluation_zero (K := FQ) 0 0 _ e1 _ (family_depends (K := FQ) all_ones zeros 1) _)
    | exact (evaluation_one (K := FQ) 0 0 _ e1 _ (family_depends (K := FQ) all_ones zeros 1) _)]).
Qed.
Lemma gap_one iota : kind iota = Some One -> digits_f iota 1%nat < digits_f iota O.
Proof.
  destruct (entries iota) as (top & -> & ->). destruct iota as [[| j n] | j n]; intros E; try discriminate E;
    injection E as ->;
    pose proof (Entries.quarter_positive (K := FQ) n); cbn [first_entry second_entry]; in_Q; lra.
Qed.
Lemma gap_two iota : kind iota = Some Two -> digits_f iota O < digits_f iota 1%nat.
Proof.
  destruct (entries iota) as (top & -> & ->). destruct iota as [[| j n] | j n]; intros E; try discriminate E;
    injection E as ->;
    pose proof (Entries.quarter_positive (K := FQ) n); cbn [first_entry second_entry]; in_Q; lra.
Qed.
Lemma gap_none iota : kind iota = None -> digits_f iota O == digits_f iota 1%nat.
Proof.
  destruct (entries iota) as (top & -> & ->). destruct iota as [[| j n] | j n]; intros E; try discriminate E.
    reflexivity.
Qed.

Definition thrice (w : outcomes) : plan (nat -> KQ) :=
  match w with Some true => Now first_corner | Some false => Now second_corner | None => Until end.
Definition tossing (w : outcomes) : plan (nat -> KQ) := match w with Some true => Now first_corner | _ => Now
  second_corner end.
Definition thrice_digits := compare tell_digits (in_omega 1 1) digits_f told_about first_corner second_corner thrice.
Definition tossing_digits := compare tell_digits (in_omega 1 1) digits_f told_about first_corner second_corner tossing.
Definition asking_digits := compare tell_digits (in_omega 1 1) digits_f told_about first_corner second_corner (fun _ :
  outcomes => Until).

Lemma thrice_right iota : in_omega 1 1 iota -> at_least third (ends thrice_digits (tell_digits iota) (two_digits
  iota)) (2 # 3).
Proof.
  intros H. pose proof (right_kind One iota H) as A. pose proof (right_kind Two iota H) as B.
  destruct (kind iota) as [[|] |] eqn:E.
  - apply (weighted_reach _ _ _ _ _ true false true); [intros _; eapply ends_now; [reflexivity | apply A;
    auto] | apply reach_no | | discriminate].
    intros _. apply ends_until; [exact H | reflexivity | left; split; [apply gap_one, E | apply A; auto]].
  - apply (weighted_reach _ _ _ _ _ false true true); [apply reach_no | intros _; eapply ends_now;
    [reflexivity | apply B; auto] | | discriminate].
    intros _. apply ends_until; [exact H | reflexivity | right; split; [apply gap_two, E | apply B; auto]].
  - apply (weighted_reach _ _ _ _ _ true true false); [intros _; eapply ends_now; [reflexivity | apply A;
    auto] | intros _; eapply ends_now; [reflexivity | apply B; auto] | apply reach_no | discriminate].
Qed.
Lemma thrice_event m : event third (ends_by m thrice_digits (tell_digits (Strong Limit)) (fun _ => True)).
Proof. apply weighted_event; apply compare_dec; try exact I; intros _; apply gap_none; reflexivity. Qed.
Lemma tossing_right iota : in_omega 1 1 iota -> at_least fair (ends tossing_digits (tell_digits iota) (two_digits
  iota)) (1 # 2).
Proof.
  intros H. pose proof (right_kind One iota H) as A. pose proof (right_kind Two iota H) as B.
  destruct (kind iota) as [[|] |] eqn:E.
  1, 3: (apply (weighted_reach _ _ _ _ _ true false false); [intros _; eapply ends_now; [reflexivity | apply A;
    auto] | apply reach_no.. | discriminate]).
  apply (weighted_reach _ _ _ _ _ false true false); [apply reach_no | intros _; eapply ends_now;
    [reflexivity | apply B; auto] | apply reach_no | discriminate].
Qed.
Lemma tossing_event m : event fair (ends_by m tossing_digits (tell_digits (Strong Limit)) (fun _ => True)).
Proof. apply weighted_event; apply compare_dec; try exact I; discriminate. Qed.
Lemma tossing_halts o : at_least fair (ends tossing_digits o (fun _ => True)) 1.
Proof.
  apply (weighted_reach _ _ _ _ _ true true false); [intros _; eexists _, []; cbn; auto..
    | apply reach_no | discriminate].
Qed.
Lemma asking_right iota : in_omega 1 1 iota -> kind iota <> None ->
  at_least sure (ends asking_digits (tell_digits iota) (two_digits iota)) 1.
Proof.
  intros H N. pose proof (right_kind One iota H) as A. pose proof (right_kind Two iota H) as B.
  apply (weighted_reach _ _ _ _ _ true false false); [| apply reach_no.. | discriminate].
  intros _. apply ends_until; [exact H | reflexivity |]. destruct (kind iota) as [[|] |] eqn:E;
    [left | right | congruence].
  - split; [apply gap_one, E | apply A; auto].
  - split; [apply gap_two, E | apply B; auto].
Qed.
Lemma first_corner_right : at_least sure (ends (says (W := outcomes) first_corner (given tell_digits (in_omega 1 1)))
  (tell_digits (Strong Limit)) (two_digits (Strong Limit))) 1.
Proof. apply says_sure, right_limit. Qed.

(** ** C1 holds from any index on *)

Section Late.
Context {K : archimedean_field}.
Variables (p : program_over K) (k m N : nat) (b g : nat -> K) (strong weak : K) (f1 f2 : nat).
Hypothesis strong_admitted : admitted p strong.
Hypothesis window : in_window (tenth (S (S k))) (coefficient p strong).
Hypothesis further : forall j, (0 <= g j < strong)%F.
Context {F : ordered_field} (P : probability_space F).
Variable A : general_algorithm (given (digits_oracle m N b g strong weak) (in_omega f1 f2)) (outcome P) (nat -> K).
Hypothesis halting : forall l, event P (ends_by l A (digits_oracle m N b g strong weak (Strong Limit)) (fun _ => True)).
Variable q : F.
Hypothesis success : forall iota, in_omega f1 f2 iota ->
  at_least P (ends A (digits_oracle m N b g strong weak iota) (digits_right p m N b g strong weak (tenth (S (S k)))
    iota)) q.

Lemma late_bounds : (q <= $(2 # 3))%F /\
  (at_least P (ends A (digits_oracle m N b g strong weak (Strong Limit)) (fun _ => True)) 1%F -> (q <= $(1 # 2))%F).
Proof.
  destruct (quarter_vanishes strong (admitted_positive p strong strong_admitted)) as [n Hn]. set (first :=
    (f1 + n)%nat).
  assert (small : (quarter first <= strong)%F).
  { pose proof (quarter_decreases (K := K) n first ltac:(unfold first; lia)). fra. }
  assert (In : forall iota, is_input first iota -> in_omega f1 f2 (Strong iota)).
  { intros [| i j]; cbn; unfold first; [trivial | lia]. }
  assert (O : forall iota, is_input first iota -> given (digits_oracle m N b g strong weak) (in_omega f1 f2)
    (digits_oracle m N b g strong weak (Strong iota))).
  { intros iota H. exists (Strong iota). split; [apply In, H | reflexivity]. }
  pose proof (fun n x Hn => digits_not_both p m N b g strong first (S (S k)) n x strong_admitted further small window
    Hn) as Not.
  split; [| intros H].
  - apply (fork_any P (fun iota => digits_oracle m N b g strong weak (Strong iota))
      (fun iota => digits_right p m N b g strong weak (tenth (S (S k))) (Strong iota)) first) with (A := A).
    + intros i j Hj. apply (O (Member i j) Hj).
    + intros i l j. apply fork_oracle_alike.
    + intros j x Hj. apply (Not j x Hj).
    + apply (O Limit I).
    + exact halting.
    + intros iota Hi. apply (success (Strong iota) (In iota Hi)).
  - apply (fork_halting P (fun iota => digits_oracle m N b g strong weak (Strong iota))
      (fun iota => digits_right p m N b g strong weak (tenth (S (S k))) (Strong iota)) first) with (A := A).
    + intros i j Hj. apply (O (Member i j) Hj).
    + intros i l j. apply fork_oracle_alike.
    + intros j x Hj. apply (Not j x Hj).
    + apply (O Limit I).
    + exact halting.
    + exact H.
    + intros iota Hi. apply (success (Strong iota) (In iota Hi)).
Qed.
End Late.

Ltac further_below := let j := fresh in intros j; match goal with h : forall j : nat, _ |- _ => specialize (h j);
  fra end.
Ltac prove_OptimisationFields_C1_fields_any :=
  let F := fresh "F" in let P := fresh "P" in let A := fresh "A" in let q := fresh "q" in
  intros K p k m N b g strong weak f1 f2; intros;
  first
    [ exists FQ, sure, (silent _), 0; intros; vm_compute; discriminate
    | eapply (fun X Y Z => proj1 (late_bounds p k m N b g strong weak f1 f2 X Y Z _ _ _ _ _)); try eassumption;
      further_below
    | lazymatch goal with P : probability_space _, A : general_algorithm _ _ _ |- (?q <= _)%F =>
        refine (proj1 (late_bounds p k m N b g strong weak f1 f2 _ _ _ P A _ q _));
          first [assumption | further_below] end ].
Ltac prove_OptimisationFields_C1_fields_halting :=
  intros K p k m N b g strong weak f1 f2; intros;
  first
    [ exists FQ, sure, (silent _), 0; intros; vm_compute; discriminate
    | lazymatch goal with P : probability_space _, A : general_algorithm _ _ _ |- (?q <= _)%F =>
        first
          [ refine (proj2 (late_bounds p k m N b g strong weak f1 f2 _ _ _ P A _ q _) _);
            first [assumption | further_below]
          | exfalso; match goal with h : at_least P _ _ |- _ => apply at_least_one in h;
            apply (lt_not_le 1 $2)%F in h; [exact h | fra] end ]
      end ].

(** ** Instances at which C1 fails *)

Ltac C1_met :=
  lazymatch goal with
  | |- flt _ _ => rational
  | |- fleq _ _ => rational
  | |- admitted _ _ => split; rational
  | |- in_window _ _ => repeat split; rational
  | |- forall j : nat, _ /\ _ => entrywise
  | |- exists j : nat, _ => exists O; split; rational
  | |- forall l, event third _ => exact thrice_event
  | |- forall l, event fair _ => exact tossing_event
  | |- forall l, event sure _ => intros; apply says_event
  | |- exists l, event sure _ => exists O; apply says_event
  | |- at_least fair _ 1 => exact (tossing_halts _)
  | |- at_least sure _ _ => apply says_sure; exact I
  | |- at_least _ _ 0%F => nothing_likely
  | |- forall iota, _ -> at_least third _ (2 # 3) => exact thrice_right
  | |- forall iota, _ -> at_least fair _ (1 # 2) => exact tossing_right
  | |- forall iota, _ -> at_least _ _ 0%Q => intros; nothing_likely
  | |- exists iota, _ -> at_least _ _ _ => exists (Strong Limit); intros _; exact first_corner_right
  | |- forall iota, _ -> at_least sure _ _ => intros [? | ? ?] ?; apply says_sure
  | |- _ => idtac
  end.
Ltac too_large m := vm_compute in m; first [discriminate m | exact (m eq_refl)].
(** The origin is right about all inputs: the columns beyond are large, or the entries are, or lambda is. *)
Ltac by_third :=
  lazymatch goal with
  | |- digits_right _ _ _ _ _ _ _ _ (Strong _) _ => refine (third_near _ _ _ _ _ _ _ _ _ _);
    [rational | rational | rational | assumption | rational | rational]
  | |- digits_right _ _ _ _ _ _ _ _ (Weak ?i ?n) _ => refine (third_near _ _ _ (Member i n) _ _ _ _ _ _);
    [rational | rational | rational | assumption | rational | rational]
  end.
Lemma corner_origin S N rho i : within_of (euclidean_over (K := KQ) N) rho S (corner 0 i) ->
  within_of (euclidean_over (K := KQ) N) rho S origin.
Proof.
  intros H e E. destruct (H e E) as (s & Ss & R & L). exists s. split; [exact Ss |]. split; [exact R |].
  refine (le_trans (K := FQ) _ _ _ _ L). apply (sum_le (K := FQ)). intros j _.
  destruct i, j as [| [| j]]; apply (le_refl (K := FQ)).
Qed.
Ltac by_corner N g :=
  try match goal with iota : fork |- _ => destruct iota as [| [|] ?] end;
  lazymatch goal with
  | |- digits_right _ _ _ _ _ ?top _ ?rho (Strong Limit) _ => apply (corner_origin _ _ _ One);
      refine (near_limit N g top rho 0 _ _ _ _ One)
  | |- digits_right _ _ _ _ _ ?top _ ?rho (Strong (Member ?i ?n)) _ => apply (corner_origin _ _ _ i);
      refine (near_member N g top rho 0 _ _ _ _ 1 i n _ _)
  | |- digits_right _ _ _ _ _ _ ?top ?rho (Weak ?i ?n) _ => apply (corner_origin _ _ _ i);
      refine (near_member N g top rho 0 _ _ _ _ 1 i n _ _)
  end; first [assumption | split; [reflexivity | rational] | entrywise | rational].
Ltac by_lambda := refine (origin_itself _ 0 _ _ _); [rational | apply origin_solves; rational].

Ltac strong_at m p N g strong weak :=
  specialize (m KQ p O O N all_ones g strong weak 1%nat 1%nat); met_by ltac:(fun _ => solve [C1_met]) m.
Ltac saying_origin m tac :=
  specialize (m FQ sure (says (W := outcomes) origin _) 1);
  met_by ltac:(fun _ => C1_met; tac ()) m; too_large m.
Ltac refute_strong m :=
  let H := fresh in
  first
    [ strong_at m p3 O zeros (200 # 3) 50;
      first
        [ specialize (m FQ third thrice_digits (2 # 3)); met_by ltac:(fun _ => solve [C1_met]) m; too_large m
        | specialize (m FQ fair tossing_digits (1 # 2)); met_by ltac:(fun _ => solve [C1_met]) m; too_large m
        | specialize (m FQ third thrice_digits 0); met_by ltac:(fun _ => solve [C1_met]) m; too_large m
        | specialize (m FQ fair tossing_digits 0); met_by ltac:(fun _ => solve [C1_met]) m; too_large m
        | specialize (m FQ sure (says (W := outcomes) first_corner _) 1); met_by ltac:(fun _ => solve [C1_met]) m;
          too_large m ]
    | strong_at m p3 1%nat (column 1000000) (200 # 3) 50; saying_origin m ltac:(fun _ => by_third)
    | strong_at m p3 1%nat (column 500000) (200 # 3) 1000000;
      saying_origin m ltac:(fun _ => first [by_third | by_corner 1%nat (column 500000)])
    | strong_at m (P3 1000 : program_over FQ) O zeros (200 # 3) 50; saying_origin m ltac:(fun _ => by_lambda)
    | strong_at m p3 O zeros 1000000 100000;
      saying_origin m ltac:(fun _ => by_corner O zeros) ].

(** ** (ii): two digits fewer to read for; at any member beyond the level, whichever of the two is asked *)

Section Half.
Context {K : archimedean_field}.
Variables (p : program_over K) (k m N : nat) (b g : nat -> K) (strong weak : K) (f1 f2 : nat).
Hypothesis weak_admitted : admitted p weak.
Hypothesis window : in_window (tenth (S k)) (coefficient p weak).
Hypothesis further : forall j, (0 <= g j < weak)%F.
Hypothesis small : (quarter f2 <= weak)%F.
Context {F : ordered_field} (P : probability_space F).
Variable A : general_algorithm (given (digits_oracle m N b g strong weak) (in_omega f1 f2)) (outcome P) (nat -> K).
Lemma member_half l n (q : F) : (f2 <= n)%nat -> (l <= n)%nat ->
  reads_levels l A (digits_oracle m N b g strong weak (Weak One n)) \/ reads_levels l A (digits_oracle m N b g strong
    weak (Weak Two n)) ->
  (forall i, at_least P (ends A (digits_oracle m N b g strong weak (Weak i n))
    (digits_right p m N b g strong weak (tenth (S k)) (Weak i n))) q) -> (q <= $(1 # 2))%F.
Proof.
  intros Hn Hl R B. assert (q + q <= 1)%F; [| fra].
  assert (O : forall i, given (digits_oracle m N b g strong weak) (in_omega f1 f2) (digits_oracle m N b g strong weak
    (Weak i n))).
  { intros i. exists (Weak i n). split; [exact Hn | reflexivity]. }
  assert (Al : forall i j, agree l (digits_oracle m N b g strong weak (Weak i n)) (digits_oracle m N b g strong weak
    (Weak j n))).
  { intros i j a c Hc. pose proof (fork_oracle_alike (inverse_evaluation m N b g weak) f2) as Al.
    etransitivity; [symmetry; apply (Al i l n Hn Hl a c Hc) | apply (Al j l n Hn Hl a c Hc)]. }
  pose proof (fun x => digits_not_both p m N b g weak f2 (S k) n x weak_admitted further small window Hn) as Not.
  destruct R as [R | R].
  - apply (W_general_sum P A (digits_oracle m N b g strong weak (Weak One n)) (digits_oracle m N b g strong weak (Weak
    Two n))
      (digits_right p m N b g strong weak (tenth (S k)) (Weak One n)) (digits_right p m N b g strong weak (tenth (S
        k)) (Weak Two n)) l);
      try apply O; try apply Al; try apply B; try exact R. exact Not.
  - apply (W_general_sum P A (digits_oracle m N b g strong weak (Weak Two n)) (digits_oracle m N b g strong weak (Weak
    One n))
      (digits_right p m N b g strong weak (tenth (S k)) (Weak Two n)) (digits_right p m N b g strong weak (tenth (S
        k)) (Weak One n)) l);
      try apply O; try apply Al; try apply B; try exact R. intros x X Y. exact (Not x Y X).
Qed.
End Half.
Ltac prove_OptimisationFields_C1_fields_levels :=
  intros K p k m N b g strong weak f1 f2; intros; cbv zeta in *;
  first
    [ exists FQ, sure, (silent _), O, 0; intros; vm_compute; discriminate
    | lazymatch goal with P : probability_space _, A : general_algorithm _ _ _, l : nat |- (?q <= _)%F =>
        match goal with h : reads_levels l A (digits_oracle _ _ _ _ _ _ (Weak _ ?n)) |- _ =>
          refine (member_half p k m N b g strong weak f1 f2 _ _ _ _ P A l n q _ _ _ _);
          first [assumption | lia | left; assumption | right; assumption | further_below]
        end end ].

Definition tell_weak := digits_oracle (K := KQ) 0 0 all_ones zeros 100 (20 # 3).
Definition weak_f := digits_evaluation (K := FQ) 0 0 all_ones zeros 100 (20 # 3).
Lemma weak_about iota : in_omega 1 1 iota -> answers_about (weak_f iota : nat -> KQ) (tell_weak iota).
Proof. exact (C1_fields_admissible (K := KQ) 0 0 all_ones zeros 100 (20 # 3) 1 1 (le_n 1) (le_n 1) iota). Qed.
Notation weak_right := (digits_right (K := KQ) p3 0 0 all_ones zeros 100 (20 # 3) (tenth (K := FQ) 1)).
Lemma right_weak i n : (1 <= n)%nat -> weak_right (Weak i n) (corner (3 # 20) i).
Proof.
  intros H. refine (near_member 0 zeros (20 # 3) (tenth (K := FQ) 1) (3 # 20) _ _ _ _ 1 i n H _); [split;
    reflexivity | entrywise | rational..].
Qed.
Definition weak_toss (w : outcomes) : plan (nat -> KQ) := match w with Some true => Now (corner (3 # 20) One) | _ =>
  Now (corner (3 # 20) Two) end.
Definition tossing_weak := compare tell_weak (in_omega 1 1) weak_f weak_about (corner (3 # 20) One) (corner (3 # 20)
  Two) weak_toss.
Definition asking_weak := compare tell_weak (in_omega 1 1) weak_f weak_about (corner (3 # 20) One) (corner (3 # 20)
  Two) (fun _ : outcomes => Until).
Lemma tossing_weak_right i : at_least fair (ends tossing_weak (tell_weak (Weak i 1)) (weak_right (Weak i 1))) (1 # 2).
Proof.
  pose proof (right_weak i 1 (le_n 1)) as R. destruct i.
  - apply (weighted_reach _ _ _ _ _ true false false); [intros _; eapply ends_now;
    [reflexivity | exact R] | apply reach_no.. | discriminate].
  - apply (weighted_reach _ _ _ _ _ false true false); [apply reach_no | intros _; eapply ends_now;
    [reflexivity | exact R] | apply reach_no | discriminate].
Qed.
Lemma tossing_weak_reads o : reads_levels 0 tossing_weak o.
Proof. intros [[|] |] x read [_ ->] k n []. Qed.
Lemma asking_weak_right i : at_least sure (ends asking_weak (tell_weak (Weak i 1)) (weak_right (Weak i 1))) 1.
Proof.
  apply (weighted_reach _ _ _ _ _ true false false); [| apply reach_no.. | discriminate]. intros _.
  apply ends_until; [apply le_n | reflexivity |].
  assert (E0 : weak_f (Weak i 1) O = first_entry (K := FQ) (20 # 3) (Member i 1))
    by exact (evaluation_zero (K := FQ) 0 0 _ e1 _ (family_depends (K := FQ) all_ones zeros 1) _).
  assert (E1 : weak_f (Weak i 1) 1%nat = second_entry (K := FQ) (20 # 3) (Member i 1))
    by exact (evaluation_one (K := FQ) 0 0 _ e1 _ (family_depends (K := FQ) all_ones zeros 1) _).
  rewrite E0, E1. destruct i; [left | right]; (split; [reflexivity | apply right_weak, le_n]).
Qed.
Lemma corner_said : at_least sure (ends (says (W := outcomes) (corner (3 # 20) One) (given tell_weak (in_omega 1 1)))
  (tell_weak (Weak One 1)) (weak_right (Weak One 1))) 1.
Proof. apply says_sure, right_weak, le_n. Qed.
Lemma exactly_right N (rho : Q) (S : (nat -> Q) -> Prop) x : 0 <= rho -> S x -> within_of (euclidean_over (K :=
  KQ) N) rho S x.
Proof.
  intros R H e E. change (0 < e) in E. exists x. split; [exact H |]. split; [change (0 <= rho + e); lra |].
  assert (Z : power_sum (K := FQ) 2 N x x == 0).
  { apply (sum_zero (K := FQ)). intros j _. change (fpower (K := FQ) (fabs (K := FQ) (x j - x j)) 2 == 0).
    transitivity ((x j - x j) * (x j - x j)); [exact (power_two (K := FQ) _) | ring]. }
  change (power_sum (K := FQ) 2 N x x <= (rho + e) * ((rho + e) * 1)). rewrite Z. nra.
Qed.
Lemma reads_nothing {M} (x : M) (D : oracle -> Prop) o : reads_levels 0 (says (W := outcomes) x D) o.
Proof. apply ask_levels, le_n. Qed.

(** P1 with 1 - eta = 3/2000 and the entry 1/100: at index 1 the other entry is -6/25, and (0, -1/160) the solution. *)
Definition p1 : program_over FQ := P1 (1997 # 2000).
Lemma shorter i : within_of (euclidean_over (K := KQ) 2) (tenth (K := FQ) 1) (inverse_solutions (K :=
  FQ) p1 0 0 all_ones zeros (1 # 100) (Member i 1)) origin.
Proof.
  set (x := match i with One => pair (K := FQ) 0 (-1 # 160) | Two => pair (K := FQ) (-1 # 160) 0 end).
  apply (near_origin 0 _ _ x); [rational | | destruct i; rational].
  set (a := match i with One => 1 # 100 | Two => -6 # 25 end). set (b :=
    match i with One => -6 # 25 | Two => 1 # 100 end).
  assert (O : objective (K := FQ) p1 1 2 (inverse_matrix (K := FQ) 0 all_ones zeros (first_entry (K :=
    FQ) (1 # 100) (Member i 1))
    (second_entry (K := FQ) (1 # 100) (Member i 1))) e1 x (1 # 160)) by (destruct i; split; rational).
  split; [exists (1 # 160); exact O |]. intros y v [B V]. destruct O as [B' V']. split; [exact B' |].
  refine (Qle_trans _ (1 # 160) _ V' _).
  change (0 + fabs (K := FQ) (y 0%nat) + fabs (K := FQ) (y 1%nat) <= v) in V.
  assert (C : (0 + a * y 0%nat + b * y 1%nat - 1) * (0 + a * y 0%nat + b * y 1%nat - 1) <= (1997 # 2000) * (1997 #
    2000)).
  { assert (E : (1 # 100) - (1 # 4) * 1 == -6 # 25) by reflexivity. destruct i.
    - change (0 + (0 + (1 # 100) * y 0%nat + ((1 # 100) - (1 # 4) * 1) * y 1%nat - 1) *
        (0 + (1 # 100) * y 0%nat + ((1 # 100) - (1 # 4) * 1) * y 1%nat - 1) <= (1997 # 2000) * (1997 # 2000)) in B.
      rewrite E, Qplus_0_l in B. exact B.
    - change (0 + (0 + ((1 # 100) - (1 # 4) * 1) * y 0%nat + (1 # 100) * y 1%nat - 1) *
        (0 + ((1 # 100) - (1 # 4) * 1) * y 0%nat + (1 # 100) * y 1%nat - 1) <= (1997 # 2000) * (1997 # 2000)) in B.
      rewrite E, Qplus_0_l in B. exact B. }
  assert (F : 0 + fabs (K := FQ) (y 0%nat) + fabs (K := FQ) (y 1%nat) == Qabs (y 0%nat) + Qabs (y 1%nat)).
  { rewrite (abs_rational (y 0%nat)), (abs_rational (y 1%nat)). ring. }
  rewrite F in V. pose proof (Qle_Qabs (y 0%nat)). pose proof (Qle_Qabs (y 1%nat)).
  pose proof (Qle_Qabs (- y 0%nat)) as N0. pose proof (Qle_Qabs (- y 1%nat)) as N1. rewrite Qabs_opp in N0, N1.
  pose proof (Qabs_nonneg (y 0%nat)). pose proof (Qabs_nonneg (y 1%nat)).
  assert (D : 3 # 2000 <= a * y 0%nat + b * y 1%nat) by nra.
  destruct i; unfold a, b in D; lra.
Qed.
Ltac levels_met :=
  lazymatch goal with
  | |- flt _ _ => rational
  | |- fleq _ _ => rational
  | |- admitted _ _ => repeat split; rational
  | |- in_window _ _ => repeat split; rational
  | |- forall j : nat, _ /\ _ => entrywise
  | |- exists j : nat, _ => exists O; split; rational
  | |- reads_levels _ (says _ _) _ => apply reads_nothing
  | |- reads_levels _ tossing_weak _ => apply tossing_weak_reads
  | |- forall i, at_least fair _ _ => first [exact tossing_weak_right | intros; nothing_likely]
  | |- forall i, at_least sure (ends asking_weak _ _) _ => exact asking_weak_right
  | |- exists i, at_least _ _ _ => exists One; exact corner_said
  | |- forall i, at_least sure _ _ => intros ?; apply says_sure
  | |- _ => idtac
  end.
Ltac refute_OptimisationFields_C1_fields_levels m :=
  let at_ p N g weak :=
    (specialize (m KQ p O O N all_ones g 100 weak 1%nat 1%nat); met_by ltac:(fun _ => solve [levels_met]) m) in
  let with_ P A q := (specialize (m FQ P A O q); cbv zeta in m; change (Nat.max (0 + 1) 1) with 1%nat in m) in
  let saying x tac := (specialize (m FQ sure (says (W := outcomes) x _) O 1); cbv zeta in m;
    change (Nat.max (0 + 1) 1) with 1%nat in m;
    met_by ltac:(fun _ => levels_met; tac ()) m; too_large m) in
  first
    [ at_ p3 O zeros (20 # 3);
      first
        [ with_ fair tossing_weak (1 # 2); met_by ltac:(fun _ => solve [levels_met]) m; too_large m
        | with_ fair tossing_weak 0; met_by ltac:(fun _ => solve [levels_met]) m; too_large m
        | with_ sure asking_weak 1; met_by ltac:(fun _ => solve [levels_met]) m; too_large m
        | with_ sure (says (W := outcomes) (corner (3 # 20) One) (given tell_weak (in_omega 1 1))) 1;
          met_by ltac:(fun _ => solve [levels_met]) m; too_large m ]
    | at_ p3 1%nat (column (20 # 3)) (20 # 3);
      saying (at3 (1 / (20 # 3))) ltac:(fun _ => apply (exactly_right 3 (tenth (K := FQ) 1)); [rational |];
        match goal with i : branch |- _ => refine (third_solves (20 # 3) (20 # 3) (Member i 1) _ _ _ (le_n 1));
          rational end)
    | at_ p3 1%nat (column 1000000) (20 # 3);
      saying origin ltac:(fun _ => match goal with i : branch |- _ =>
        refine (third_near (20 # 3) 1000000 (tenth (K := FQ) 1) (Member i 1) _ _ _ (le_n 1) _ _); rational end)
    | at_ (P3 1000 : program_over FQ) O zeros (20 # 3); saying origin ltac:(fun _ => by_lambda)
    | at_ p1 O zeros (1 # 100); saying origin ltac:(fun _ => match goal with i : branch |- _ => exact (shorter i) end)
    | at_ p3 O zeros 1000;
      saying origin ltac:(fun _ => match goal with i : branch |- _ => apply (corner_origin _ _ _ i);
        refine (near_member 0 zeros 1000 (tenth (K := FQ) 1) 0 _ _ _ _ 1 i 1 (le_n 1) _); first [split;
          [reflexivity | rational] | entrywise | rational] end) ].

Ltac refute_OptimisationFields_C1_fields_admissible m :=
  let a := fresh "a" in
  let at_ i j iota := (specialize (m KQ O O zeros zeros (3 # 4) (3 # 4) i j);
    met_by ltac:(fun _ => lia) m; specialize (m iota); met_by ltac:(fun _ => apply le_n) m;
    destruct (m 1%nat O) as [_ a]; vm_compute in a; apply a; reflexivity) in
  first [at_ O 1%nat (Strong (Member One 0)) | at_ 1%nat O (Weak One 0) | at_ 1%nat 1%nat (Strong (Member One 0))].
