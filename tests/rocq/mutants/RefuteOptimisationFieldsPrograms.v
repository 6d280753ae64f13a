(** * Mutants of D for general algorithms: from any index on, and where one point is near to all solutions *)

From Coq Require Import QArith Qabs List Lqa Lia PeanoNat.
From Barriers Require Import OrderedFields Archimedean ProbabilitySpaces Algorithms Computation.
From Barriers Require Import GeneralAlgorithms GeneralForks GeneralFamilies GeneralFields.
From Barriers Require Import Sums Distances Entries Digits OptimisationFields VacuityFields.
From Barriers Require LinearPrograms.
From Mutants Require Import Verdicts RefuteFields RefuteOptimisationFields.
From Mutants Require AnyEntries.
Import ListNotations.

(** ** What holds *)

Section Any.
Context {K : archimedean_field}.
Open Scope field_scope.
Variables (m N : nat) (top y1 : K) (first : nat) (d : metric_over K (nat -> K)) (rhos : K -> Prop).
Let f := LinearPrograms.linear_evaluation m N top y1.
Let Xi := LinearPrograms.linear_solutions m N top y1.
(** As in K from the index 1 on; the member 0, which may be too far from the limit, is known by the nearest dyadics. *)
Definition known_from_one (iota : fork) : oracle :=
  match iota with
  | Member i (S n) => limit_to (f Limit) (f iota) (S n)
  | _ => fun k l => rounded (f iota k) l
  end.
Lemma known_alike i l n : (1 <= n)%nat -> (l <= n)%nat -> agree l (known_from_one Limit) (known_from_one (Member i n)).
Proof. destruct n as [| n]; [lia |]. intros _. apply limit_to_agrees. Qed.
Hypothesis apart : forall rho, rhos rho -> exists kappa, $2 * rho < kappa /\ forall n x z r,
  Xi (Member One n) x -> Xi (Member Two n) z -> close_by d x r z -> kappa <= r.

Lemma unreachable_any : unreachable_over m N top y1 first d rhos.
Proof.
  exists known_from_one. split.
  - intros [| i [| n]] _; try apply rounded_answers. apply limit_to_answers; [lia |]. intros k.
    rewrite <- quarter_power.
    apply evaluation_close, LinearPrograms.program_depends.
  - intros rho R. destruct (apart rho R) as (kappa & L & Ap).
    assert (Not : forall n x, within_of d rho (Xi (Member One n)) x -> within_of d rho (Xi (Member Two n)) x -> False).
    { intros n x. apply (within_of_not_both d kappa rho); [| exact L]. intros s t r S T. apply (Ap n s t r S T). }
    assert (In : forall iota, is_input (S first) iota -> is_input first iota) by (intros [| i n]; cbn; [trivial | lia]).
    split.
    + intros F P A b E B.
      assert (O : forall iota, is_input (S first) iota -> given known_from_one (is_input first) (known_from_one iota)).
      { intros iota H. exists iota. split; [apply In, H | reflexivity]. }
      split; [| intros H].
      * apply (fork_any P known_from_one (fun iota => within_of d rho (Xi iota)) (S first)) with (A := A);
          [intros i n Hn; apply (O (Member i n) Hn) | intros i l n Hn; apply known_alike; lia | intros n x _; apply Not
          | apply (O Limit I) | exact E | intros iota Hi; apply B, In, Hi].
      * apply (fork_halting P known_from_one (fun iota => within_of d rho (Xi iota)) (S first)) with (A := A);
          [intros i n Hn; apply (O (Member i n) Hn) | intros i l n Hn; apply known_alike; lia | intros n x _; apply Not
          | apply (O Limit I) | exact E | exact H | intros iota Hi; apply B, In, Hi].
    + intros F P A b l n Rd B. assert (b + b <= 1); [| fra].
      assert (O : forall i, given known_from_one (is_member first) (known_from_one (Member i n))).
      { intros i. exists (Member i n). split; [split; [cbn; unfold n; lia | discriminate] | reflexivity]. }
      apply (W_general_sum P A (known_from_one (Member One n)) (known_from_one (Member Two n))
        (within_of d rho (Xi (Member One n))) (within_of d rho (Xi (Member Two n))) l); try apply O; try apply B;
          try exact Rd.
      * intros k j Hj. etransitivity; [symmetry |]; [apply (known_alike One l n) | apply (known_alike Two l n)];
        unfold n; lia.
      * apply Not.
Qed.
End Any.

Section Values.
Context {K : archimedean_field}.
Open Scope field_scope.
Add Field K_f : (K_field K) (morphism (of_Q_morph K), constants [f_cst], setoid (K_setoid K) (K_ext K)).
Variables (m N : nat) (top y1 : K).
Hypothesis top_positive : 0 < top.
Hypothesis y1_nonneg : 0 <= y1.
Lemma any_member i n x : LinearPrograms.linear_solutions m N top y1 (Member i n) x ->
  equal (S (S (S N))) x (match i with One => pair (y1 / top) 0 | Two => pair 0 (y1 / top) end).
Proof.
  pose proof (Entries.quarter_positive (K := K) n) as Q.
  unfold LinearPrograms.linear_solutions. intros H. apply AnyEntries.solutions_any in H;
    [| destruct i; cbn [first_entry second_entry]; destruct (lt_le_dec _ _); fra | exact y1_nonneg].
  destruct H as (u & v & E & _ & _ & T & Zu & Zv).
  assert (D : forall w, top * w == y1 -> w == y1 / top) by (intros w W; rewrite <- W; field; fra).
  destruct i; cbn [first_entry second_entry] in *; destruct (lt_le_dec _ _) in T; try (exfalso; fra).
  - specialize (Zv ltac:(fra)). assert (u == y1 / top) by (apply D; rewrite <- T, Zv; ring).
    intros j Hj. rewrite (E j Hj). destruct j as [| [| j]]; cbn [pair]; [assumption | assumption | reflexivity].
  - specialize (Zu ltac:(fra)). assert (v == y1 / top) by (apply D; rewrite <- T, Zu; ring).
    intros j Hj. rewrite (E j Hj). destruct j as [| [| j]]; cbn [pair]; [assumption | assumption | reflexivity].
Qed.
Lemma value_nonneg : 0 <= y1 / top.
Proof. unfold fdiv. apply mult_le_0_compat; [exact y1_nonneg | apply lt_le, inv_positive, top_positive]. Qed.

Lemma lp_any first p (Hp : (1 <= p)%nat) (rhos : K -> Prop) :
  (forall rho, rhos rho -> 0 <= rho /\ fpower ($2 * rho) p < $2 * fpower (y1 / top) p) ->
  unreachable_over m N top y1 first (lp_over p (S (S (S N))) Hp) rhos.
Proof.
  intros H. apply unreachable_any. intros rho R. destruct (H rho R) as [R0 L].
  destruct (kappa_exists p rho (y1 / top) R0 L) as (kappa & K1 & K2 & K3). exists kappa. split; [exact K1 |].
  intros n x z r X Z. apply (corners_ball p (S N) (y1 / top) kappa Hp value_nonneg K2 K3 x z (any_member One n x X)
    (any_member Two n z Z)).
Qed.
Lemma linf_any first (rhos : K -> Prop) : (forall rho, rhos rho -> $2 * rho < y1 / top) ->
  unreachable_over m N top y1 first (linf_over (S (S (S N)))) rhos.
Proof.
  intros H. apply unreachable_any. intros rho R. exists (y1 / top). split; [apply H, R |].
  intros n x z r X Z. apply (corners_sup_ball (S N) (y1 / top) value_nonneg x z (any_member One n x X) (any_member Two
    n z Z)).
Qed.
End Values.

(** Below 0 nothing is near. *)
Lemma linf_below {K : archimedean_field} m N (top y1 : K) first : (0 < top)%F -> (y1 < 0)%F ->
  unreachable_over m N top y1 first (linf_over (S (S (S N)))) (fun rho : K => ($2 * rho < y1 / top)%F).
Proof.
  intros T Y. apply unreachable_any. intros rho R. exists fzero. split.
  - pose proof (inv_positive top T) as I. unfold fdiv in R. set (i := (/ top)%F) in *. clearbody i. fnra.
  - intros n x z r _ _ [H _]. exact H.
Qed.
Lemma top_from {K : ordered_field} (top : K) n : (quarter n < top)%F -> (0 < top)%F.
Proof. intros H. pose proof (Entries.quarter_positive (K := K) n). fra. Qed.
Lemma top_from' {K : ordered_field} (top : K) n : (quarter n <= top)%F -> (0 < top)%F.
Proof. intros H. pose proof (Entries.quarter_positive (K := K) n). fra. Qed.
Lemma thrice_more {K : ordered_field} (rho : K) p : (0 <= rho -> fpower (of_Q 2 * rho) p <= fpower (of_Q 3 * rho) p)%F.
Proof. intros H. apply power_le. fra. Qed.
Lemma once_more {K : ordered_field} (c : K) p : (0 <= c -> of_Q 1 * fpower c p <= of_Q 2 * fpower c p)%F.
Proof. intros H. pose proof (Distances.power_nonneg c p H). fra. Qed.

Lemma le_lt_trans' {K : ordered_field} (x y z : K) : (x <= y -> y < z -> x < z)%F.
Proof. intros. fra. Qed.
Lemma lt_le_trans' {K : ordered_field} (x y z : K) : (x < y -> y <= z -> x < z)%F.
Proof. intros. fra. Qed.
Ltac conditions :=
  first [ assumption | eapply top_from; eassumption | eapply top_from'; eassumption | fra ].
Ltac prove_OptimisationFields_D_fields_lp :=
  intros K m N top y1 first; intros;
  try (exists 1%nat, (le_n 1));
  apply lp_any; [conditions | conditions |];
  let rho := fresh "rho" in let A := fresh in let B := fresh in
  intros rho [A B];
  first
    [ split; [fra | exact B]
    | split; [exact A |]; eapply le_lt_trans'; [apply (thrice_more rho), A | exact B]
    | split; [exact A |]; eapply lt_le_trans'; [exact B | apply once_more, value_nonneg; conditions] ].
Ltac prove_OptimisationFields_D_fields_linf :=
  intros K m N top y1 first; intros;
  first
    [ apply linf_any; [conditions | conditions |];
      let rho := fresh "rho" in let A := fresh in let B := fresh in
      intros rho A; first [exact A | assert (B := value_nonneg top y1 ltac:(conditions) ltac:(conditions)); fra ]
    | lazymatch goal with |- context [fdiv ?y1 ?top] => destruct (lt_le_dec y1 fzero);
        [ apply linf_below; conditions | apply linf_any; [conditions | conditions | intros ? h; exact h] ] end ].

(** ** Where one point is near to all solutions, for all accuracies up to which a mutant goes: y_1 = 1 or -1, one row *)

Open Scope Q_scope.
Lemma one_point (d : metric_over KQ (nat -> KQ)) (y1 rho : Q) (rhos : KQ -> Prop) (x : nat -> KQ) : rhos rho ->
  (forall iota, is_input 1 iota -> within_of d rho (LinearPrograms.linear_solutions (K := FQ) 0 0 1 y1 iota) x) ->
  unreachable_over (K := KQ) 0 0 1 y1 1 d rhos -> False.
Proof.
  intros R X (info & _ & B). destruct (B rho R) as [Kb _].
  destruct (Kb FQ sure (says (W := outcomes) x _) 1) as [C _].
  - intros n. apply says_event.
  - intros iota H. apply says_sure, X, H.
  - vm_compute in C. apply C. reflexivity.
Qed.
Definition middle : nat -> KQ := pair (K := FQ) (1 # 2) (1 # 2).
Lemma program_solved iota : is_input 1 iota ->
  exists u v : Q, LinearPrograms.linear_solutions (K := FQ) 0 0 1 1 iota (pair (K :=
    FQ) u v) /\ (u == 1 /\ v == 0 \/ u == 0 /\ v == 1).
Proof.
  intros H. destruct iota as [| [|] n].
  - exists 1, 0. split; [| left; split; reflexivity].
    apply (LinearPrograms.linear_limit (K := FQ)); rational.
  - exists 1, 0. split; [| left; split; reflexivity].
    refine (proj2 (LinearPrograms.linear_one (K := FQ) 0 0 1 1 1 _ _ _ n _ H) _); [rational.. |].
    intros [| [| j]] _; reflexivity.
  - exists 0, 1. split; [| right; split; reflexivity].
    refine (proj2 (LinearPrograms.linear_two (K := FQ) 0 0 1 1 1 _ _ _ n _ H) _); [rational.. |].
    intros [| [| j]] _; reflexivity.
Qed.
Ltac sides := apply Qabs_case; intros; lra.
Lemma middle_l1 iota : is_input 1 iota ->
  within_of (lp_over (K := KQ) 1 3 (le_n 1)) (1 : KQ) (LinearPrograms.linear_solutions (K := FQ) 0 0 1 1 iota) middle.
Proof.
  intros H e E. change (0 < e) in E. destruct (program_solved iota H) as (u & v & S & C). exists (pair (K := FQ) u v).
  split; [exact S |]. split; [change (0 <= 1 + e); lra |].
  change (0 + fabs (K := FQ) ((1 # 2) - u) * 1 + fabs (K := FQ) ((1 # 2) - v) * 1 + fabs (K :=
    FQ) (0 - 0) * 1 <= (1 + e) * 1).
  pose proof (abs_rational ((1 # 2) - u)) as A. pose proof (abs_rational ((1 # 2) - v)) as B.
  change (fabs (K := FQ) ((1 # 2) - u) == Qabs ((1 # 2) - u)) in A. change (fabs (K :=
    FQ) ((1 # 2) - v) == Qabs ((1 # 2) - v)) in B.
  rewrite A, B. change (fabs (K := FQ) (0 - 0)) with 0.
  assert (U : Qabs ((1 # 2) - u) <= 1 # 2) by (destruct C as [[C D] | [C D]]; sides).
  assert (V : Qabs ((1 # 2) - v) <= 1 # 2) by (destruct C as [[C D] | [C D]]; sides). lra.
Qed.
Lemma middle_linf iota : is_input 1 iota ->
  within_of (linf_over (K := KQ) 3) (1 # 2 : KQ) (LinearPrograms.linear_solutions (K := FQ) 0 0 1 1 iota) middle.
Proof.
  intros H e E. change (0 < e) in E. destruct (program_solved iota H) as (u & v & S & C). exists (pair (K := FQ) u v).
  split; [exact S |]. split; [change (0 <= (1 # 2) + e); lra |].
  assert (U : Qabs ((1 # 2) - u) <= 1 # 2) by (destruct C as [[C D] | [C D]]; sides).
  assert (V : Qabs ((1 # 2) - v) <= 1 # 2) by (destruct C as [[C D] | [C D]]; sides).
  intros [| [| j]] _.
  - pose proof (abs_rational ((1 # 2) - u)) as A. change (fabs (K := FQ) ((1 # 2) - u) == Qabs ((1 # 2) - u)) in A.
    change (fabs (K := FQ) ((1 # 2) - u) <= (1 # 2) + e). rewrite A. lra.
  - pose proof (abs_rational ((1 # 2) - v)) as A. change (fabs (K := FQ) ((1 # 2) - v) == Qabs ((1 # 2) - v)) in A.
    change (fabs (K := FQ) ((1 # 2) - v) <= (1 # 2) + e). rewrite A. lra.
  - change (0 <= (1 # 2) + e). lra.
Qed.
(** With y_1 = -1 only the third column is of use. *)
Lemma third_column iota : is_input 1 iota -> LinearPrograms.linear_solutions (K := FQ) 0 0 1 (-1 # 1) iota (at3 1).
Proof.
  intros H. set (a := first_entry (K := FQ) 1 iota : Q). set (b := second_entry (K := FQ) 1 iota : Q).
  assert (E : 0 <= a /\ 0 <= b).
  { assert (Q1 : forall n, quarter (K := FQ) n <= 1) by (intros n; exact (quarter_decreases (K :=
    FQ) 0 n (Nat.le_0_l n))).
    unfold a, b. destruct iota as [| [|] n]; cbn [first_entry second_entry];
      [| pose proof (Q1 n) as W | pose proof (Q1 n) as W]; in_Q; split; lra. }
  split.
  - split; [intros [| [| [| j]]] _; rational |]. intros [| i] Hi; [| lia].
    change (0 + a * 0 + b * 0 + - (1) * 1 == -1 # 1). ring_simplify. reflexivity.
  - intros x [P F]. specialize (F O ltac:(lia)). pose proof (P 0%nat ltac:(lia)) as P0.
    pose proof (P 1%nat ltac:(lia)) as P1.
    change (0 + a * x 0%nat + b * x 1%nat + - (1) * x 2%nat == -1 # 1) in F. change (0 <= x 0%nat) in P0.
      change (0 <= x 1%nat) in P1.
    change (0 + 0 + 0 + 1 <= 0 + x 0%nat + x 1%nat + x 2%nat). nra.
Qed.
Lemma third_right iota : is_input 1 iota ->
  within_of (lp_over (K := KQ) 2 3 (le_S _ _ (le_n 1))) (0 : KQ) (LinearPrograms.linear_solutions (K :=
    FQ) 0 0 1 (-1 # 1) iota) (at3 1).
Proof.
  intros H e E. change (0 < e) in E. exists (at3 1). split; [apply third_column, H |]. split; [change (0 <= 0 + e);
    lra |].
  change (0 <= (0 + e) * ((0 + e) * 1)). nra.
Qed.

Ltac program_given m y1 := specialize (m KQ O O 1 y1 1%nat); met_by ltac:(fun _ => first [rational | apply le_n]) m.
Ltac refute_OptimisationFields_D_fields_lp m :=
  first
    [ program_given m 1; specialize (m 1%nat (le_n 1)); revert m; apply (one_point _ 1 1 _ middle); [split;
      rational | exact middle_l1]
    | program_given m (-1 # 1); specialize (m 2%nat (le_S _ _ (le_n 1))); revert m;
      apply (one_point _ (-1 # 1) 0 _ (at3 1)); [split; rational | exact third_right] ].
Ltac refute_OptimisationFields_D_fields_linf m :=
  program_given m 1; revert m; apply (one_point _ 1 (1 # 2) _ middle); [rational | exact middle_linf].
