(** * D over the real numbers: no algorithm finds the solutions; the inputs of C1

    The linear programs are those of RealsPrograms.v; the algorithms are general ones over any probability space
    (RealComputation.v), and the information is that of K.  In l^p, p a natural number, distances are said by their
    p-th powers; RealsDigits.v has the Euclidean norm with its root.

    Idea.  Being right is what it is in OptimisationFields.v, read in R. *)

From Coq Require Import QArith Lia PeanoNat.
From Coq Require Import Raxioms RIneq Rbasic_fun Rfunctions R_Ifp Rlimit Rseries Lra.
From Barriers Require Import OrderedFields Archimedean RealField ProbabilitySpaces Algorithms Computation.
From Barriers Require Import GeneralAlgorithms GeneralForks GeneralFamilies RealComputation RealForks RealsPrograms.
From Barriers Require Import RealsOptimisation.
From Barriers Require Sums Distances Entries Optimisation Digits LinearPrograms GeneralFields OptimisationFields.
Open Scope R_scope.

(** ** The bounds of K and of W *)

Definition K_bounds_real {M} (right : fork -> M -> Prop) (information : fork -> oracle) (first : nat) : Prop :=
  forall (P : real_probability_space) (A : general_algorithm (given information (is_input first)) (sample P) M) b,
  let success iota := ends A (information iota) (right iota) in
  let halting := ends A (information Limit) (fun _ => True) in
  (forall iota, is_input first iota -> measurable P (success iota)) -> measurable P halting ->
  (forall m, measurable P (ends_by m A (information Limit) (fun _ => True))) ->
  (forall iota, is_input first iota -> b <= Prob P (success iota)) ->
  b <= 2 / 3 /\ (Prob P halting = 1 -> b <= 1 / 2).

Definition W_bound_real {M} (right : fork -> M -> Prop) (information : fork -> oracle) (first : nat) : Prop :=
  forall (P : real_probability_space) (A : general_algorithm (given information (is_member first)) (sample P) M) b m,
  let n := Nat.max (m + 1) first in
  let success i := ends A (information (Member i n)) (right (Member i n)) in
  (forall i, measurable P (success i)) -> reads_levels m A (information (Member One n)) ->
  (forall i, b <= Prob P (success i)) -> b <= 1 / 2.

Lemma bounds_real {M} (right : fork -> M -> Prop) (f : fork -> nat -> R) first :
  (forall n x, (first <= n)%nat -> right (Member One n) x -> right (Member Two n) x -> False) ->
  K_bounds_real right (real_fork_information f) first /\ W_bound_real right (real_fork_information f) first.
Proof.
  intros N. pose proof (fun i m n => real_fork_alike f first i m n) as Al. split.
  - intros P A b success halting Me Mh Mb B.
    assert (O : forall iota, is_input first iota -> given (real_fork_information f) (is_input first)
      (real_fork_information f iota)) by (intros iota H; exists iota; auto).
    assert (B' : forall iota, is_input first iota -> at_least (as_space P) (success iota) b)
      by (intros iota H; apply at_least_real; auto).
    split; [apply two_thirds_real | intros H; apply half_real].
    + apply (fork_any (as_space P) _ right first (fun i n => O (Member i n)) Al N (O Limit I) A b
        (fun m => event_real P _ (Mb m)) B').
    + apply (fork_halting (as_space P) _ right first (fun i n => O (Member i n)) Al N (O Limit I) A b
        (fun m => event_real P _ (Mb m))); [| exact B'].
      apply at_least_real; [exact Mh | exact (Req_le_sym _ _ H)].
  - intros P A b m n success Me R B. apply half_real.
    apply (fork_levels (as_space P) (real_fork_information f) right first) with (A := A) (m := m).
    + intros i l Hl. exists (Member i l). split; [split; [exact Hl | discriminate] | reflexivity].
    + exact Al.
    + exact N.
    + exact R.
    + intros i. apply at_least_real; [apply Me | apply B].
Qed.

(** ** Pairs (A, y), and the two entries *)

(** Evaluation k: the entries of A, with m rows and n columns, row by row, then those of y. *)
Definition real_data (m n : nat) (A : nat -> nat -> R) (y : nat -> R) (k : nat) : R :=
  if (k <? m * n)%nat then A (k / n)%nat (k mod n)%nat else y (k - m * n)%nat.

Definition entry_1 (top : R) (iota : fork) : R := match iota with Member Two n => top - (1 / 4) ^ n | _ => top end.
Definition entry_2 (top : R) (iota : fork) : R := match iota with Member One n => top - (1 / 4) ^ n | _ => top end.

Lemma entry_1_abstract top iota : entry_1 top iota = @Entries.first_entry R_field top iota.
Proof. destruct iota as [| [|] n]; reflexivity. Qed.
Lemma entry_2_abstract top iota : entry_2 top iota = @Entries.second_entry R_field top iota.
Proof. destruct iota as [| [|] n]; reflexivity. Qed.

(** ** The norms l^p and l^inf *)

Lemma power_real x n : @Distances.fpower R_field x n = x ^ n.
Proof. induction n as [| n IH]; [reflexivity |]. simpl. rewrite IH. reflexivity. Qed.

(** dist(x, S) <= rho, for vectors with n entries. *)
Definition within_lp (p n : nat) (rho : R) (S : (nat -> R) -> Prop) (x : nat -> R) : Prop :=
  forall e, 0 < e -> exists s, S s /\ 0 <= rho + e /\ Sums.sum n (fun j => Rabs (x j - s j) ^ p) <= (rho + e) ^ p.
Definition within_linf (n : nat) (rho : R) (S : (nat -> R) -> Prop) (x : nat -> R) : Prop :=
  forall e, 0 < e -> exists s, S s /\ 0 <= rho + e /\ forall j, (j < n)%nat -> Rabs (x j - s j) <= rho + e.

Lemma power_sum_real p n x y : @Distances.power_sum R_field p n x y = Sums.sum n (fun j => Rabs (x j - y j) ^ p).
Proof. apply (@Sums.sum_same R_field). intros j _. rewrite abs_real, power_real. reflexivity. Qed.

Lemma within_lp_abstract p n (Hp : (1 <= p)%nat) rho S x : within_lp p n rho S x ->
  @GeneralFields.within_of R_field _ (@OptimisationFields.lp_over R_archimedean p n Hp) rho S x.
Proof.
  intros W e He. destruct (W e He) as (s & Ss & P & L). exists s. split; [exact Ss |]. split; [exact P |].
  rewrite power_sum_real, power_real. exact L.
Qed.

Lemma within_linf_abstract n rho S x : within_linf n rho S x ->
  @GeneralFields.within_of R_field _ (@OptimisationFields.linf_over R_archimedean n) rho S x.
Proof.
  intros W e He. destruct (W e He) as (s & Ss & P & L). exists s. split; [exact Ss |]. split; [exact P |].
  intros j Hj. rewrite abs_real. apply L, Hj.
Qed.

(** ** D *)

Section LinearPrograms.
Variables (m N : nat) (top y1 : R) (first : nat).
Hypothesis top_positive : 0 < top.
Hypothesis y1_positive : 0 < y1.
Hypothesis first_positive : (1 <= first)%nat.
Hypothesis first_small : (1 / 4) ^ first < top.

Definition program_evaluation (iota : fork) : nat -> R :=
  real_data (S m) (S (S (S N))) (real_program_matrix (entry_1 top iota) (entry_2 top iota))
    (fun i => if (i =? 0)%nat then y1 else 0).

Definition program_solutions (iota : fork) : (nat -> R) -> Prop :=
  real_solution (S m) (S (S (S N))) (entry_1 top iota) (entry_2 top iota) y1.

Lemma program_matrix_real alpha beta i j :
  real_program_matrix alpha beta i j = @LinearPrograms.program_matrix R_field alpha beta i j.
Proof.
  destruct i as [| i]; [destruct j as [| [| [| j]]]; reflexivity |]. simpl. rewrite Nat.sub_0_r.
  replace (S (i + 2)) with (i + 3)%nat by lia. reflexivity.
Qed.

Lemma program_evaluation_abstract iota k :
  program_evaluation iota k = @LinearPrograms.linear_evaluation R_field m N top y1 iota k.
Proof.
  unfold program_evaluation, LinearPrograms.linear_evaluation, Entries.evaluation, real_data, Entries.data.
  destruct (_ <? _)%nat; [rewrite program_matrix_real, entry_1_abstract, entry_2_abstract; reflexivity |].
  destruct (k - _)%nat; reflexivity.
Qed.

Lemma program_solutions_abstract iota x :
  program_solutions iota x <-> @LinearPrograms.linear_solutions R_field m N top y1 iota x.
Proof.
  unfold program_solutions, LinearPrograms.linear_solutions. rewrite entry_1_abstract, entry_2_abstract.
  apply solution_real.
Qed.

Lemma program_admissible iota : is_input first iota ->
  real_admissible (program_evaluation iota) (real_fork_information program_evaluation iota).
Proof.
  apply (real_fork_admissible program_evaluation first first_positive). intros i n k _.
  rewrite !program_evaluation_abstract, <- abs_real, <- quarter_real.
  apply (@Entries.evaluation_close R_field), (@LinearPrograms.program_depends R_field).
Qed.

(** The solutions on the two branches are the corners c e_1 and c e_2, c = y_1/alpha. *)
Lemma program_one n x : (first <= n)%nat -> program_solutions (Member One n) x ->
  @Sums.equal R_field (S (S (S N))) x (Sums.pair (y1 / top) 0).
Proof.
  intros Hn H. apply (proj1 (program_solutions_abstract _ x)) in H.
  apply (@LinearPrograms.linear_one R_field m N top y1 first top_positive y1_positive) with (n := n);
    [rewrite quarter_real; exact first_small | exact Hn | exact H].
Qed.
Lemma program_two n x : (first <= n)%nat -> program_solutions (Member Two n) x ->
  @Sums.equal R_field (S (S (S N))) x (Sums.pair 0 (y1 / top)).
Proof.
  intros Hn H. apply (proj1 (program_solutions_abstract _ x)) in H.
  apply (@LinearPrograms.linear_two R_field m N top y1 first top_positive y1_positive) with (n := n);
    [rewrite quarter_real; exact first_small | exact Hn | exact H].
Qed.

Lemma value_above_0 : 0 < y1 / top.
Proof. exact (@LinearPrograms.value_positive R_field top y1 top_positive y1_positive). Qed.

(** What is not right about both branches at once cannot be told. *)
Lemma program_not_both (d : GeneralFields.metric_over R_field (nat -> R)) kappa rho :
  2 * rho < kappa -> (forall x z r, @Sums.equal R_field (S (S (S N))) x (Sums.pair (y1 / top) 0) ->
    @Sums.equal R_field (S (S (S N))) z (Sums.pair 0 (y1 / top)) -> GeneralFields.close_by d x r z -> kappa <= r) ->
  forall n x, (first <= n)%nat -> GeneralFields.within_of d rho (program_solutions (Member One n)) x ->
    GeneralFields.within_of d rho (program_solutions (Member Two n)) x -> False.
Proof.
  intros L Ap n x Hn. apply (GeneralFields.within_of_not_both d kappa rho); [| exact L].
  intros s t r Hs Ht. apply (Ap s t r); [apply (program_one n s Hn Hs) | apply (program_two n t Hn Ht)].
Qed.

Theorem D_real_lp p : (1 <= p)%nat ->
  exists information, (forall iota, is_input first iota -> real_admissible (program_evaluation iota)
    (information iota)) /\
    forall rho, 0 <= rho -> (2 * rho) ^ p < 2 * (y1 / top) ^ p ->
      let right iota := within_lp p (S (S (S N))) rho (program_solutions iota) in
      K_bounds_real right information first /\ W_bound_real right information first.
Proof.
  intros Hp. exists (real_fork_information program_evaluation). split; [exact program_admissible |].
  intros rho R L right. apply bounds_real. intros n x Hn X Z.
  destruct (@Entries.kappa_exists R_field p rho (y1 / top) R) as (kappa & K1 & K2 & K3).
  { rewrite !power_real. exact L. }
  apply (program_not_both (@OptimisationFields.lp_over R_archimedean p (S (S (S N))) Hp) kappa rho K1) with (n := n)
    (x := x);
    [| exact Hn | apply within_lp_abstract, X | apply within_lp_abstract, Z].
  intros s t r Hs Ht. pose proof value_above_0.
  apply (@Distances.corners_ball R_field p (S N) (y1 / top) kappa Hp (Rlt_le _ _ H) K2 K3 s t Hs Ht).
Qed.

Theorem D_real_linf :
  exists information, (forall iota, is_input first iota -> real_admissible (program_evaluation iota)
    (information iota)) /\
    forall rho, 2 * rho < y1 / top ->
      let right iota := within_linf (S (S (S N))) rho (program_solutions iota) in
      K_bounds_real right information first /\ W_bound_real right information first.
Proof.
  exists (real_fork_information program_evaluation). split; [exact program_admissible |].
  intros rho L right. apply bounds_real. intros n x Hn X Z.
  apply (program_not_both (@OptimisationFields.linf_over R_archimedean (S (S (S N)))) (y1 / top) rho L) with (n := n)
    (x := x);
    [| exact Hn | apply within_linf_abstract, X | apply within_linf_abstract, Z].
  intros s t r Hs Ht. pose proof value_above_0.
  apply (@Distances.corners_sup_ball R_field (S N) (y1 / top) (Rlt_le _ _ H) s t Hs Ht).
Qed.
End LinearPrograms.

(** ** The inputs of C1, and what is known of them *)

Section Digits.
Variables (m N : nat) (b g : nat -> R) (strong weak : R) (first_strong first_weak : nat).
Hypothesis first_strong_positive : (1 <= first_strong)%nat.
Hypothesis first_weak_positive : (1 <= first_weak)%nat.

(** The matrix of an input, what is known of it; [top] is alpha_s or alpha_w. *)
Definition digits_matrix (top : R) (iota : fork) : nat -> nat -> R :=
  Optimisation.family_matrix (entry_1 top iota) (entry_2 top iota) b g (S m).
Definition inverse_data (top : R) (iota : fork) : nat -> R :=
  real_data (S m) (S (S N)) (digits_matrix top iota) unit_1.

Definition digits_data (iota : Digits.input) : nat -> R :=
  match iota with
  | Digits.Strong iota => inverse_data strong iota
  | Digits.Weak i n => inverse_data weak (Member i n)
  end.

Definition digits_answers (iota : Digits.input) : oracle :=
  match iota with
  | Digits.Strong iota => real_fork_information (inverse_data strong) iota
  | Digits.Weak i n => real_fork_information (inverse_data weak) (Member i n)
  end.

Lemma inverse_data_abstract top iota j :
  inverse_data top iota j = @Digits.inverse_evaluation R_field m N b g top iota j.
Proof.
  unfold inverse_data, Digits.inverse_evaluation, Entries.evaluation, real_data, Entries.data, digits_matrix.
  destruct (_ <? _)%nat; [rewrite entry_1_abstract, entry_2_abstract; reflexivity |].
  destruct (j - _)%nat; reflexivity.
Qed.

Lemma inverse_data_close top i n j : Rabs (inverse_data top (Member i n) j - inverse_data top Limit j) <= (1 / 4) ^ n.
Proof.
  rewrite !inverse_data_abstract, <- abs_real, <- quarter_real.
  exact (@Digits.inverse_distance R_field m N b g top i n j).
Qed.

Theorem C1_real_admissible iota : Digits.in_omega first_strong first_weak iota ->
  real_admissible (digits_data iota) (digits_answers iota).
Proof.
  destruct iota as [iota | i n]; intros H.
  - apply (real_fork_admissible (inverse_data strong) first_strong first_strong_positive); [| exact H].
    intros i n j _. apply inverse_data_close.
  - apply (real_fork_admissible (inverse_data weak) first_weak first_weak_positive) with (iota := Member i n);
      [| exact H].
    intros i' n' j _. apply inverse_data_close.
Qed.
End Digits.
