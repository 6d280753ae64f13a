(** * Mutants of C1_fields_no_reading, C1 (iii) over fields: any point of the square over [0, c_w] will do

    c(alpha) decreases, so that c_s <= c_w, and all solutions that are asked for are in this square. *)

From Coq Require Import QArith Qabs List Lqa Lia PeanoNat.
From Barriers Require Import OrderedFields Archimedean Algorithms Computation GeneralFields.
From Barriers Require Import Sums Optimisation Distances Entries Digits OptimisationFields VacuityFields.
From Mutants Require Import Verdicts RefuteFields RefuteOptimisationFields RefuteSharpnessFieldsPrograms
  StrongerSharpnessFields.
From Mutants Require Import RefuteFewerDigits StrongerDigitsFields.
Open Scope field_scope.

Lemma coefficient_decreases {K : ordered_field} (p : program_over K) (a b : K) : admitted p a -> admitted p b ->
  a <= b ->
  coefficient p b <= coefficient p a.
Proof.
  intros A B L. pose proof (admitted_positive p a A) as Pa. pose proof (admitted_positive p b B) as Pb.
  pose proof (coefficient_times p a Pa) as Ea. pose proof (coefficient_times p b Pb) as Eb.
  pose proof (inv_positive a Pa) as Ia. pose proof (inv_positive b Pb) as Ib.
  assert (Ra : a * / a == 1) by (apply mult_inv_r; fra). assert (Rb : b * / b == 1) by (apply mult_inv_r; fra).
  set (c := coefficient p a) in *. set (d := coefficient p b) in *. set (i := / a) in *. set (j := / b) in *.
    clearbody c d i j.
  assert (Ji : j <= i).
  { apply le_not_lt. intros C. assert (0 < (j - i) * a) by (apply mult_lt_0_compat; fra).
    assert (0 <= (b - a) * j) by (apply mult_le_0_compat; fra). fra. }
  assert (Ec : c == a * c * i) by (assert (H : a * c * i == a * i * c) by fra; rewrite H, Ra; fra).
  assert (Ed : d == b * d * j) by (assert (H : b * d * j == b * j * d) by fra; rewrite H, Rb; fra).
  rewrite Ec, Ed, Ea, Eb. clear Ec Ed Ea Eb. destruct p as [eta | lambda | lambda]; simpl in A, B.
  - fnra.
  - assert (X : lambda * i <= 1) by fnra. assert (Y : lambda * j <= 1) by fnra.
    assert (0 <= (i - j) * (1 - $(1 # 2) * (lambda * i + lambda * j))) by (apply mult_le_0_compat; fra). fra.
  - fra.
Qed.

Section Square.
Context {K : archimedean_field}.
Variables (p : program_over K) (k m N : nat) (b g : nat -> K) (strong weak : K) (f1 f2 : nat).
Hypothesis weak_strong : weak <= strong.
Hypothesis strong_admitted : admitted p strong.
Hypothesis weak_admitted : admitted p weak.
Let cs := coefficient p strong.
Let cw := coefficient p weak.
Hypothesis window : in_window (tenth (S k)) cw.
Hypothesis further : forall j, 0 <= g j <= weak.
Hypothesis strong_small : quarter f1 <= strong.
Hypothesis weak_small : quarter f2 <= weak.
Theorem square_right iota u v : in_omega f1 f2 iota -> 0 <= u <= cw -> 0 <= v <= cw ->
  digits_right p m N b g strong weak (tenth k) iota (pair u v).
Proof.
  intros H U V. destruct window as (C0 & _ & C2).
  assert (T : @tenth K (S k) == $(1 # 10) * tenth k) by reflexivity. rewrite T in C2.
  pose proof (@tenth_positive K k) as P. pose proof (coefficient_decreases p weak strong weak_admitted strong_admitted
    weak_strong) as D.
  pose proof (coefficient_nonneg p strong strong_admitted) as Z. fold cs cw in D, Z.
  assert (G : forall j, 0 <= g j <= strong) by (intros j; pose proof (further j); fra).
  assert (Sq : forall a, 0 <= a <= cw -> a * a <= cw * cw) by (intros a A; fnra).
  assert (Df : forall a c, 0 <= a <= cw -> 0 <= c <= cw -> (a - c) * (a - c) <= cw * cw).
  { intros a c A C. assert (0 <= (cw - (a - c)) * (cw + (a - c))) by (apply mult_le_0_compat; fra). fra. }
  pose proof (Sq u U). pose proof (Sq v V). pose proof (Sums.square_nonneg (@tenth K k)).
  assert (Near : forall (S : (nat -> K) -> Prop) (a c : K), 0 <= a <= cw -> 0 <= c <= cw -> S (pair a c) ->
    within_of (euclidean_over (Datatypes.S (Datatypes.S N))) (tenth k) S (pair u v)).
  { intros S a c A C X. eapply within_plane; [fra | exact X |]. pose proof (Df u a U A). pose proof (Df v c V C). fra. }
  assert (O : (0 : K) <= (0 : K) <= cw) by (split; [apply le_refl | apply lt_le, C0]).
    assert (W : 0 <= cs <= cw) by (split; assumption).
  assert (Y : 0 <= cw <= cw) by (split; [apply lt_le, C0 | apply le_refl]).
  destruct iota as [[| [|] n] | [|] n].
  - apply (Near _ cs 0 W O), (corner_of_limit p m N b g strong f1 strong_admitted G strong_small One).
  - apply (Near _ cs 0 W O), (corner_of_member p m N b g strong f1 strong_admitted G strong_small One n H).
  - apply (Near _ 0 cs O W), (corner_of_member p m N b g strong f1 strong_admitted G strong_small Two n H).
  - apply (Near _ cw 0 Y O), (corner_of_member p m N b g weak f2 weak_admitted further weak_small One n H).
  - apply (Near _ 0 cw O Y), (corner_of_member p m N b g weak f2 weak_admitted further weak_small Two n H).
Qed.
End Square.
(** The windows alone say which entry is larger. *)
Lemma windows_apart {K : ordered_field} (p : program_over K) k (strong weak : K) : admitted p strong ->
  admitted p weak ->
  in_window (tenth (S (S k))) (coefficient p strong) -> in_window (tenth (S k)) (coefficient p weak) -> weak <= strong.
Proof.
  intros A B (C0 & _ & C2) (D0 & D1 & _). destruct (lt_le_dec strong weak) as [L |]; [exfalso | assumption].
  pose proof (coefficient_decreases p strong weak A B (lt_le _ _ L)) as D.
  assert (T : @tenth K (S (S k)) == $(1 # 10) * tenth (S k)) by reflexivity. rewrite T in C2.
  set (c := coefficient p strong) in *. set (d := coefficient p weak) in *. set (r := tenth (S k)) in *.
    clearbody c d r. clear T.
  pose proof (Sums.square_nonneg r). assert (0 <= (c - d) * (c + d)) by (apply mult_le_0_compat; fra). fra.
Qed.
Lemma admitted_above {K : ordered_field} (p : program_over K) (strong weak : K) : admitted p weak ->
  weak <= strong -> admitted p strong.
Proof. destruct p; simpl; intros; fra. Qed.
Ltac square_conditions :=
  first [ assumption | apply lt_le; assumption | eapply windows_apart; eassumption
        | eapply admitted_above; [eassumption | first [assumption | apply lt_le; assumption]]
        | let j := fresh in intros j; match goal with h : forall j : nat, _ |- _ => specialize (h j); fra end ].
Lemma windows_less {K : ordered_field} k (cs cw : K) : in_window (tenth (S (S k))) cs -> in_window (tenth (S k)) cw ->
  cs <= cw.
Proof.
  intros (C0 & _ & C2) (D0 & D1 & _). apply le_not_lt. intros L.
  assert (T : @tenth K (S (S k)) == $(1 # 10) * tenth (S k)) by reflexivity. rewrite T in C2.
  set (r := tenth (S k)) in *. clearbody r. clear T.
  pose proof (Sums.square_nonneg r). assert (0 <= (cs - cw) * (cs + cw)) by (apply mult_le_0_compat; fra). fra.
Qed.
(** The midpoint itself needs no first index and nothing of further entries; or the weak entry is not admitted. *)
Ltac midpoint_conditions :=
  first [ square_conditions | apply lt_le; not_beyond | exact (proj1 ltac:(eassumption)) | eapply windows_less;
    eassumption
        | match goal with w : in_window _ ?c |- ?c * ?c < _ => exact (proj2 (proj2 w)) end
        | match goal with w : in_window _ ?c |- 0 < ?c => exact (proj1 w) end
        | apply coefficient_decreases; [assumption | assumption | apply lt_le; assumption]
        | match goal with h : forall j : nat, _ |- _ => specialize (h O); fra end ].
Ltac prove_OptimisationFields_C1_fields_no_reading :=
  intros K p k m N b g strong weak f1 f2; intros;
  first
    [ match goal with w : in_window (tenth (S k)) (coefficient p weak) |- _ =>
        let C := fresh in pose proof (proj1 w) as C;
        apply (square_right p k m N b g strong weak f1 f2); solve [square_conditions | fra]
      end
    | apply no_reading_any; solve [midpoint_conditions]
    | apply (no_reading_weak p k m N b g strong weak) with (first_strong := f1) (first_weak := f2);
      solve [midpoint_conditions] ].

(** Where c_w = 4, half of it is too far. *)
Lemma strong_solved (s : nat -> Q) : inverse_solutions (K := FQ) (P3 (1 # 8)) 0 0 all_ones zeros (200 # 3) (Member One
  1) s -> (s 0%nat == 3 # 200 /\ s 1%nat == 0)%Q.
Proof.
  intros H. apply only_first. refine (proj1 (solutions_one (K :=
    FQ) (P3 (1 # 8)) 0 0 all_ones zeros (200 # 3) 1 _ _ _ 1 s (le_n 1)) H);
    [split; rational | entrywise | rational].
Qed.
Ltac refute_OptimisationFields_C1_fields_no_reading m :=
  specialize (m KQ (P3 (1 # 8) : program_over FQ) O O O all_ones zeros (200 # 3)%Q (1 # 4)%Q 1%nat 1%nat);
  met_by ltac:(fun _ => solve [fewer_met]) m;
  specialize (m (Strong (Member One 1)) (le_n _)); revert m;
  refine (coordinate_apart _ 1%nat _ (3 # 2)%Q _ _ _ _ _ _); [lia | rational | rational |];
  let s := fresh "s" in let h := fresh in let a := fresh in let b := fresh in
  intros s h; destruct (strong_solved s h) as [a b]; as_number; apply Qabs_case; intros; lra.
