(** * C1 over the real numbers

    The problems are those of RealsOptimisation.v, with roots; the algorithms are general ones over any probability
    space (RealComputation.v), and the information is that of K about each of the two families.

    Idea.  Being right is what it is in OptimisationFields.v, read in R. *)

From Coq Require Import QArith Lia PeanoNat FunctionalExtensionality.
From Coq Require Import Raxioms RIneq Rbasic_fun Rfunctions R_Ifp Rlimit Rseries R_sqrt Lra.
From Barriers Require Import OrderedFields Archimedean RealField ProbabilitySpaces Algorithms Computation.
From Barriers Require Import GeneralAlgorithms GeneralForks RealComputation RealForks RealBarriers RealSharpness.
From Barriers Require Import RealsOptimisation.
From Barriers Require Sums Distances Entries Optimisation Digits GeneralFields OptimisationFields SharpnessFields.
Open Scope R_scope.

(** ** The Euclidean norm *)

(** dist(x, S) <= rho, for vectors with n entries. *)
Definition within_euclidean (n : nat) (rho : R) (S : (nat -> R) -> Prop) (x : nat -> R) : Prop :=
  forall e, 0 < e -> exists s, S s /\ sqrt (Sums.sum n (fun j => (x j - s j) * (x j - s j))) <= rho + e.

Lemma distance_real n x s r : sqrt (Sums.sum n (fun j => (x j - s j) * (x j - s j))) <= r <->
  @Distances.ball R_field 2 n x r s.
Proof.
  rewrite <- root_at_most by apply (sum_squares n (fun j => x j - s j)).
  assert (E : @Distances.power_sum R_field 2 n x s = Sums.sum n (fun j => (x j - s j) * (x j - s j))).
  { apply (@Sums.sum_same R_field). intros j _. apply (@Distances.power_two R_field). }
  unfold Distances.ball. rewrite E. simpl. rewrite Rmult_1_r. reflexivity.
Qed.

Lemma within_euclidean_abstract n rho S T x : (forall s, S s <-> T s) -> within_euclidean n rho S x <->
  @GeneralFields.within_of R_field _ (@OptimisationFields.euclidean_over R_archimedean n) rho T x.
Proof.
  intros E. split; intros W e He; destruct (W e He) as (s & Ss & L); exists s;
    (split; [apply E, Ss | apply distance_real, L]).
Qed.

(** ** The inputs *)

(** [c] lies in (sqrt 2, 2) [rho]. *)
Definition real_window (rho c : R) : Prop := sqrt 2 * rho < c < 2 * rho.

Lemma window_abstract rho c : 0 < rho -> real_window rho c -> @Digits.in_window R_field rho c.
Proof.
  intros P [L U]. pose proof (sqrt_lt_R0 2 ltac:(lra)) as S. pose proof (sqrt_sqrt 2 ltac:(lra)) as Q.
  assert (P' : 0 < sqrt 2 * rho) by (apply Rmult_lt_0_compat; assumption).
  assert (E : 2 * (rho * rho) = sqrt 2 * rho * (sqrt 2 * rho)) by (rewrite <- Q at 1; ring).
  unfold Digits.in_window. change (0 < c /\ @of_Q R_field 2 * (rho * rho) < c * c /\
    c * c < @of_Q R_field 4 * (rho * rho)).
  rewrite !of_Q_real. unfold Q2R. simpl. split; [lra |]. split; nra.
Qed.

Lemma tenth_real k : @Digits.tenth R_field k = (1 / 10) ^ k.
Proof. induction k as [| k IH]; [reflexivity |]. unfold Digits.tenth in *. simpl. rewrite IH. reflexivity. Qed.

Section Digits.
Variables (p : Optimisation.program_over R_field) (k m N : nat) (b g : nat -> R) (strong weak : R).
Variables (first_strong first_weak : nat).
Hypothesis strong_admitted : real_admitted p strong.
Hypothesis weak_admitted : real_admitted p weak.
Hypothesis weak_strong : weak < strong.
Hypothesis strong_window : real_window ((1 / 10) ^ (S (S k))) (real_coefficient p strong).
Hypothesis weak_window : real_window ((1 / 10) ^ (S k)) (real_coefficient p weak).
Hypothesis further : forall j, 0 <= g j < weak.
Hypothesis first_strong_small : (1 / 4) ^ first_strong <= strong.
Hypothesis first_weak_small : (1 / 4) ^ first_weak <= weak.
Local Notation digits_matrix := (digits_matrix m b g).
Local Notation inverse_data := (inverse_data m N b g).
Local Notation digits_answers := (digits_answers m N b g strong weak).

(** The minimisers of an input; [top] is alpha_s or alpha_w. *)
Definition inverse_minimisers (top : R) (iota : fork) : (nat -> R) -> Prop :=
  real_minimiser (S m) (S (S N)) (digits_matrix top iota) unit_1 p.

(** Within [rho] of a minimiser in the Euclidean norm. *)
Definition right_digits (rho : R) (iota : Digits.input) : (nat -> R) -> Prop :=
  within_euclidean (S (S N)) rho (match iota with
  | Digits.Strong iota => inverse_minimisers strong iota
  | Digits.Weak i n => inverse_minimisers weak (Member i n)
  end).

Lemma inverse_minimisers_abstract top iota x : real_admitted p top ->
  inverse_minimisers top iota x <-> @Digits.inverse_solutions R_field p m N b g top iota x.
Proof.
  intros Ad. unfold inverse_minimisers, Digits.inverse_solutions, digits_matrix.
  rewrite entry_1_abstract, entry_2_abstract. apply (minimises_real p b g m N x _ _ top Ad).
Qed.

Lemma right_not_both top first j n x : real_admitted p top -> (forall i, 0 <= g i < top) ->
  (1 / 4) ^ first <= top -> real_window ((1 / 10) ^ j) (real_coefficient p top) -> (first <= n)%nat ->
  within_euclidean (S (S N)) ((1 / 10) ^ j) (inverse_minimisers top (Member One n)) x ->
  within_euclidean (S (S N)) ((1 / 10) ^ j) (inverse_minimisers top (Member Two n)) x -> False.
Proof.
  intros Ad G S W Hn X Z.
  apply (within_euclidean_abstract _ _ _ _ x (fun s => inverse_minimisers_abstract top (Member One n) s Ad)) in X.
  apply (within_euclidean_abstract _ _ _ _ x (fun s => inverse_minimisers_abstract top (Member Two n) s Ad)) in Z.
  rewrite <- tenth_real in X, Z, W. apply window_abstract in W; [| apply (@Digits.tenth_positive R_field)].
  rewrite <- coefficient_real in W. rewrite <- quarter_real in S.
  exact (@OptimisationFields.digits_not_both R_archimedean p m N b g top first j n x (admitted_real p top Ad)
    G S W Hn X Z).
Qed.

Let further_strong j : 0 <= g j < strong.
Proof. clear - further weak_strong. pose proof (further j). lra. Qed.

Lemma answers_given iota : Digits.in_omega first_strong first_weak iota ->
  given digits_answers (Digits.in_omega first_strong first_weak) (digits_answers iota).
Proof. intros H. exists iota. auto. Qed.

(** (ii): with every information one deterministic algorithm on readings gives K-1 digits. *)
Theorem C1_real_fewer_digits : exists B : algorithm (nat -> R), deterministic B /\
  forall information, (forall iota, Digits.in_omega first_strong first_weak iota ->
    real_admissible (digits_data m N b g strong weak iota) (information iota)) ->
  forall iota, Digits.in_omega first_strong first_weak iota -> exists n,
    attains (information iota) (right_digits ((1 / 10) ^ (S k)) iota) n B 1%Q.
Proof.
  assert (Sw : @Digits.in_window R_field (Digits.tenth (S (S k))) (Optimisation.coefficient p strong)).
  { rewrite coefficient_real. apply window_abstract; [apply (@Digits.tenth_positive R_field) |]. rewrite tenth_real.
    exact strong_window. }
  pose proof (@SharpnessFields.C1_fields_fewer_digits R_archimedean p k m N b g strong weak first_strong first_weak
    weak_strong (admitted_real p strong strong_admitted) (admitted_real p weak weak_admitted) Sw further) as T.
  rewrite quarter_real in T. rewrite quarter_real in T.
  destruct (T first_strong_small first_weak_small) as (t & l & D & H). eexists. split; [exact D |].
  intros information A iota Hi. destruct (H information) with (iota := iota) as [n R]; [| exact Hi |].
  - intros iota' Hi'. assert (E : forall j, digits_data m N b g strong weak iota' j =
      @Digits.digits_evaluation R_field m N b g strong weak iota' j)
      by (intros j; destruct iota'; apply inverse_data_abstract).
    intros j i. rewrite <- E. apply (admissible_real _ _ (A iota' Hi')).
  - exists n. revert R. apply attains_weaken; [| lia]. intros x. unfold OptimisationFields.digits_right.
    rewrite tenth_real. unfold right_digits. destruct iota as [iota | i n0];
      apply within_euclidean_abstract; intros s; apply inverse_minimisers_abstract; assumption.
Qed.

Variable P : real_probability_space.
Variable A : general_algorithm (given digits_answers (Digits.in_omega first_strong first_weak)) (sample P) (nat -> R).

(** (i) *)
Theorem C1_real_digits q :
  let success iota := ends A (digits_answers iota) (right_digits ((1 / 10) ^ (S (S k))) iota) in
  let halting := ends A (digits_answers (Digits.Strong Limit)) (fun _ => True) in
  (forall iota, Digits.in_omega first_strong first_weak iota -> measurable P (success iota)) -> measurable P halting ->
  (forall l, measurable P (ends_by l A (digits_answers (Digits.Strong Limit)) (fun _ => True))) ->
  (forall iota, Digits.in_omega first_strong first_weak iota -> q <= Prob P (success iota)) ->
  q <= 2 / 3 /\ (Prob P halting = 1 -> q <= 1 / 2).
Proof.
  intros success halting Me Mh Mb B.
  assert (N1 : forall n x, (first_strong <= n)%nat ->
    right_digits ((1 / 10) ^ (S (S k))) (Digits.Strong (Member One n)) x ->
    right_digits ((1 / 10) ^ (S (S k))) (Digits.Strong (Member Two n)) x -> False).
  { intros n x Hn. apply (right_not_both strong first_strong (S (S k)) n x); assumption. }
  assert (B' : forall iota, is_input first_strong iota -> at_least (as_space P) (success (Digits.Strong iota)) q).
  { intros iota H. apply at_least_real; [apply Me, H | apply B, H]. }
  pose proof (fun i n H => answers_given (Digits.Strong (Member i n)) H) as O.
  pose proof (answers_given (Digits.Strong Limit) I) as O0.
  pose proof (fun i l n => real_fork_alike (inverse_data strong) first_strong i l n) as Al.
  split; [apply two_thirds_real | intros H; apply half_real].
  - apply (fork_any (as_space P) (fun iota => digits_answers (Digits.Strong iota))
      (fun iota => right_digits ((1 / 10) ^ (S (S k))) (Digits.Strong iota)) first_strong O Al N1 O0 A q
      (fun l => event_real P _ (Mb l)) B').
  - apply (fork_halting (as_space P) (fun iota => digits_answers (Digits.Strong iota))
      (fun iota => right_digits ((1 / 10) ^ (S (S k))) (Digits.Strong iota)) first_strong O Al N1 O0 A q
      (fun l => event_real P _ (Mb l))); [| exact B'].
    apply at_least_real; [exact Mh | exact (Req_le_sym _ _ H)].
Qed.

(** (ii) *)
Theorem C1_real_levels l q : let n := Nat.max (l + 1) first_weak in
  let success i := ends A (digits_answers (Digits.Weak i n)) (right_digits ((1 / 10) ^ (S k)) (Digits.Weak i n)) in
  (forall i, measurable P (success i)) -> reads_levels l A (digits_answers (Digits.Weak One n)) ->
  (forall i, q <= Prob P (success i)) -> q <= 1 / 2.
Proof.
  intros n success Me H B. apply half_real.
  assert (Hn : (first_weak <= n)%nat) by (unfold n; lia).
  pose proof (fun i l n => real_fork_alike (inverse_data weak) first_weak i l n) as Al.
  assert (S : q + q <= 1); [| change (q <= @of_Q R_field (1 # 2)); rewrite of_Q_real; unfold Q2R; simpl; lra].
  apply (@W_general_sum R_field (as_space P) _ _ A (digits_answers (Digits.Weak One n))
    (digits_answers (Digits.Weak Two n))
    (right_digits ((1 / 10) ^ (Datatypes.S k)) (Digits.Weak One n))
    (right_digits ((1 / 10) ^ (Datatypes.S k)) (Digits.Weak Two n)) l); try exact H.
  - apply (answers_given (Digits.Weak One n) Hn).
  - apply (answers_given (Digits.Weak Two n) Hn).
  - intros i j L. assert (Hl : (l <= n)%nat) by (unfold n; lia).
    etransitivity; [symmetry; apply (Al One l n Hn Hl i j L) | apply (Al Two l n Hn Hl i j L)].
  - intros x. apply (right_not_both weak first_weak (Datatypes.S k) n x); assumption.
  - apply at_least_real; [apply (Me One) | apply (B One)].
  - apply at_least_real; [apply (Me Two) | apply (B Two)].
Qed.

(** (iii) The midpoint of the weak segment is right about all inputs, without reading. *)
Theorem C1_real_no_reading iota : Digits.in_omega first_strong first_weak iota ->
  right_digits ((1 / 10) ^ k) iota
    (fun j => match j with 0%nat | 1%nat => real_coefficient p weak / 2 | _ => 0 end).
Proof.
  intros H. assert (Sw : @Digits.in_window R_field (Digits.tenth (S (S k))) (Optimisation.coefficient p strong)).
  { rewrite coefficient_real. apply window_abstract; [apply (@Digits.tenth_positive R_field) |]. rewrite tenth_real.
    exact strong_window. }
  assert (Ww : @Digits.in_window R_field (Digits.tenth (S k)) (Optimisation.coefficient p weak)).
  { rewrite coefficient_real. apply window_abstract; [apply (@Digits.tenth_positive R_field) |]. rewrite tenth_real.
    exact weak_window. }
  pose proof (@OptimisationFields.C1_fields_no_reading R_archimedean p k m N b g strong weak first_strong first_weak
    weak_strong (admitted_real p strong strong_admitted) (admitted_real p weak weak_admitted) Sw Ww further) as T.
  rewrite quarter_real in T. rewrite quarter_real in T. specialize (T first_strong_small first_weak_small iota H).
  unfold OptimisationFields.digits_right in T. rewrite tenth_real in T. unfold right_digits.
  set (c := @Optimisation.coefficient R_field p weak) in *.
  assert (E : (fun j => match j with 0%nat | 1%nat => real_coefficient p weak / 2 | _ => 0 end)
    = @Sums.pair R_field (@fmul R_field (of_Q (1 # 2)) c) (@fmul R_field (of_Q (1 # 2)) c)).
  { pose proof (coefficient_real p weak) as Ec. fold c in Ec. clearbody c. apply functional_extensionality.
    intros [| [| j]]; [| | reflexivity]; change (real_coefficient p weak / 2 = @of_Q R_field (1 # 2) * c);
      rewrite <- Ec, of_Q_real; unfold Q2R; simpl; lra. }
  rewrite E. destruct iota as [iota | i n]; revert T; apply within_euclidean_abstract; intros s;
    apply inverse_minimisers_abstract; assumption.
Qed.
End Digits.

(** ** D in the Euclidean norm *)

Theorem D_real_euclidean m N top y1 first : 0 < top -> 0 < y1 -> (1 <= first)%nat -> (1 / 4) ^ first < top ->
  exists information,
    (forall iota, is_input first iota -> real_admissible (program_evaluation m N top y1 iota) (information iota)) /\
    forall rho, 2 * rho < sqrt 2 * (y1 / top) ->
      let right iota := within_euclidean (S (S (S N))) rho (program_solutions m N top y1 iota) in
      K_bounds_real right information first /\ W_bound_real right information first.
Proof.
  intros T Y F1 Fs. exists (real_fork_information (program_evaluation m N top y1)).
  split; [apply (program_admissible m N top y1 first F1) |]. intros rho L right. apply bounds_real. intros n x Hn X Z.
  pose proof (value_above_0 top y1 T Y) as C. pose proof (sqrt_lt_R0 2 ltac:(lra)) as S0.
  assert (K0 : 0 <= sqrt 2 * (y1 / top)) by (apply Rmult_le_pos; lra).
  apply (program_not_both m N top y1 first T Y Fs (@OptimisationFields.euclidean_over R_archimedean (S (S (S N))))
    (sqrt 2 * (y1 / top)) rho L) with (n := n) (x := x); [| exact Hn | |].
  - intros s t r Hs Ht.
    apply (@Distances.corners_ball R_field 2 (S N) (y1 / top) (sqrt 2 * (y1 / top)) Distances.two_positive
      (Rlt_le _ _ C) K0); [| exact Hs | exact Ht].
    rewrite !power_real, two_real. set (c := y1 / top). change ((sqrt 2 * c) ^ 2 <= 2 * c ^ 2).
    apply Req_le. transitivity (sqrt 2 * sqrt 2 * c ^ 2); [ring | rewrite sqrt_sqrt by lra; reflexivity].
  - apply (within_euclidean_abstract _ rho _ _ x (fun s => iff_refl _)), X.
  - apply (within_euclidean_abstract _ rho _ _ x (fun s => iff_refl _)), Z.
Qed.

(** ** K (iii) for each family of C1 with its limit, and for that of D in the Euclidean norm *)

Section Inverse.
Variables (p : Optimisation.program_over R_field) (m N : nat) (b g : nat -> R) (top : R) (first : nat) (rho : R).

Theorem C1_real_sharp information :
  real_admitted p top -> (forall j, 0 <= g j < top) -> (1 / 4) ^ first <= top -> 0 <= real_coefficient p top ->
  0 <= rho ->
  (forall iota, is_input first iota -> real_admissible (inverse_data m N b g top iota) (information iota)) ->
  bounds_attained (fun iota => within_euclidean (S (S N)) rho (inverse_minimisers p m N b g top iota)) information first
    (plane_vector (real_coefficient p top) 0) (plane_vector 0 (real_coefficient p top)).
Proof.
  intros Ad G Fs C R A. rewrite <- quarter_real in Fs. rewrite <- coefficient_real in C |- *.
  destruct (@SharpnessFields.C1_fields_sharp R_archimedean m N top first p b g information rho
    (admitted_real p top Ad) G Fs C R) as [H H'].
  - intros iota Hi j i. rewrite <- inverse_data_abstract. apply (admissible_real _ _ (A iota Hi)).
  - split; [exact H |]. intros iota Hi. destruct (H' iota Hi) as [H1 H2].
    split; [revert H1 | revert H2]; apply at_least_weaken; intros x; apply within_euclidean_abstract; intros s;
      apply inverse_minimisers_abstract, Ad.
Qed.
End Inverse.

Theorem D_real_sharp_euclidean m N top y1 first rho information : 0 < top -> 0 < y1 -> (1 / 4) ^ first < top -> 0 <= rho ->
  (forall iota, is_input first iota -> real_admissible (program_evaluation m N top y1 iota) (information iota)) ->
  bounds_attained (fun iota => within_euclidean (S (S (S N))) rho (program_solutions m N top y1 iota)) information first
    (plane_vector (y1 / top) 0) (plane_vector 0 (y1 / top)).
Proof.
  intros T Y Fs R A.
  apply (attained_in m N top y1 first rho information T Y Fs A (@OptimisationFields.euclidean_over R_archimedean (S (S (S N))))).
  - intros S x. apply within_euclidean_abstract. reflexivity.
  - intros S x H. apply (within_euclidean_abstract _ rho S S x (fun s => iff_refl _)). intros e He. exists x.
    split; [exact H |]. rewrite (@Sums.sum_zero R_field) by (intros j _; change ((x j - x j) * (x j - x j) = 0); ring).
    change (sqrt 0 <= rho + e). rewrite sqrt_0. lra.
Qed.
