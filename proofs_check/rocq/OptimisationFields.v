(** * C1 and D over every Archimedean ordered field

    The inputs of Digits.v and LinearPrograms.v with numbers of an Archimedean ordered field K; the algorithms are
    general ones (GeneralAlgorithms.v) over any probability space, with probabilities in any ordered field F.

    Idea.  K and W with the separations that are proved there; the information is that of K about each fork. *)

From Coq Require Import QArith List Lia PeanoNat.
From Barriers Require Import OrderedFields Archimedean ProbabilitySpaces Algorithms Computation.
From Barriers Require Import GeneralAlgorithms GeneralForks GeneralFamilies GeneralFields.
From Barriers Require Import Sums Distances Entries Digits.
From Barriers Require Optimisation LinearPrograms.
Open Scope field_scope.

(** ** Forks *)

Section Forks.
Context {K : archimedean_field} {M : Type} (d : metric_over K M).
Variables (f : fork -> nat -> K) (Xi : fork -> M -> Prop) (first : nat).

(** About the limit up to level [n], about iota^i_n itself beyond: the information of K. *)
Definition fork_oracle (iota : fork) : oracle :=
  match iota with
  | Limit => fun k l => rounded (f Limit k) l
  | Member i n => limit_to (f Limit) (f iota) n
  end.

Lemma fork_oracle_answers : (1 <= first)%nat ->
  (forall i n k, (first <= n)%nat -> fabs (f (Member i n) k - f Limit k) <= quarter n) ->
  forall iota, is_input first iota -> answers_about (f iota) (fork_oracle iota).
Proof.
  intros F1 C [| i n] H; [apply rounded_answers |]. simpl in H. apply limit_to_answers; [lia |].
  intros k. rewrite <- quarter_power. apply C, H.
Qed.

Lemma fork_oracle_alike i m n : (first <= n)%nat -> (m <= n)%nat ->
  agree m (fork_oracle Limit) (fork_oracle (Member i n)).
Proof. intros _. apply limit_to_agrees. Qed.

(** The bounds of K and of W, for an information about the fork. *)
Definition K_bounds_over (information : fork -> oracle) (alpha : K) : Prop :=
  forall (F : ordered_field) (P : probability_space F)
    (A : general_algorithm (given information (is_input first)) (outcome P) M) (b : F),
  (forall m, event P (ends_by m A (information Limit) (fun _ => True))) ->
  (forall iota, is_input first iota -> at_least P (ends A (information iota) (within_of d alpha (Xi iota))) b) ->
  b <= $(2 # 3) /\ (at_least P (ends A (information Limit) (fun _ => True)) 1 -> b <= $(1 # 2)).

Definition W_bound_over (information : fork -> oracle) (alpha : K) : Prop :=
  forall (F : ordered_field) (P : probability_space F)
    (A : general_algorithm (given information (is_member first)) (outcome P) M) (b : F) m,
  let n := Nat.max (m + 1) first in
  reads_levels m A (information (Member One n)) ->
  (forall i, at_least P (ends A (information (Member i n)) (within_of d alpha (Xi (Member i n)))) b) -> b <= $(1 # 2).

Lemma fork_bounds kappa alpha :
  (forall n n', (first <= n)%nat -> (first <= n')%nat -> at_distance d kappa (Xi (Member One n)) (Xi (Member Two n')))
    ->
  $2 * alpha < kappa -> K_bounds_over fork_oracle alpha /\ W_bound_over fork_oracle alpha.
Proof.
  intros Ap L. assert (N : forall n x, (first <= n)%nat -> within_of d alpha (Xi (Member One n)) x ->
    within_of d alpha (Xi (Member Two n)) x -> False).
  { intros n x Hn. apply (within_of_not_both d kappa alpha _ _ x (Ap n n Hn Hn) L). }
  split.
  - intros F P A b E B. assert (O : forall iota, is_input first iota -> given fork_oracle (is_input first)
      (fork_oracle iota)) by (intros iota H; exists iota; auto).
    split; [| intros H].
    + apply (fork_any P fork_oracle _ first (fun i n => O (Member i n)) fork_oracle_alike N (O Limit I) A b E B).
    + apply (fork_halting P fork_oracle _ first (fun i n => O (Member i n)) fork_oracle_alike N (O Limit I) A b E H B).
  - intros F P A b m. apply (fork_levels P fork_oracle (fun iota => within_of d alpha (Xi iota)) first);
      [| exact fork_oracle_alike | exact N].
    intros i n Hn. exists (Member i n). split; [split; [exact Hn | discriminate] | reflexivity].
Qed.
End Forks.

(** ** The norms *)

Section Norms.
Context {K : archimedean_field}.

Definition lp_over (p N : nat) (p_positive : (1 <= p)%nat) : metric_over K (nat -> K).
Proof.
  refine {| close_by := fun x (r : K) y => ball p N x r y |}.
  - intros x r y. apply ball_symmetric.
  - intros x r y s z. apply (ball_triangle p N x r y s z p_positive).
Defined.

Definition linf_over (N : nat) : metric_over K (nat -> K).
Proof.
  refine {| close_by := fun x (r : K) y => sup_ball N x r y |}.
  - intros x r y. apply sup_ball_symmetric.
  - intros x r y s z. apply sup_ball_triangle.
Defined.

Definition euclidean_over (N : nat) : metric_over K (nat -> K) := lp_over 2 N two_positive.

(** In the plane: (u - u')^2 + (v - v')^2 <= a^2. *)
Lemma within_plane N (a : K) (T : (nat -> K) -> Prop) (u v u' v' : K) : 0 <= a -> T (pair u' v') ->
  (u - u') * (u - u') + (v - v') * (v - v') <= a * a -> within_of (euclidean_over (S (S N))) a T (pair u v).
Proof.
  intros A Hs L e He. exists (pair u' v'). split; [exact Hs |]. split; [fra |].
  rewrite (pair_power_sum 2 N u v u' v' two_positive), !power_two. simpl. fnra.
Qed.
End Norms.

(** ** C1 *)

Section Digits.
Context {K : archimedean_field}.
Variables (p : Optimisation.program_over K) (k m N : nat) (b g : nat -> K) (strong weak : K).
Variables (first_strong first_weak : nat).
Hypothesis weak_strong : weak < strong.
Hypothesis strong_admitted : Optimisation.admitted p strong.
Hypothesis weak_admitted : Optimisation.admitted p weak.
Let cs := Optimisation.coefficient p strong.
Let cw := Optimisation.coefficient p weak.
Hypothesis cs_window : in_window (tenth (S (S k))) cs.
Hypothesis cw_window : in_window (tenth (S k)) cw.
Hypothesis further : forall j, 0 <= g j < weak.
Hypothesis first_strong_positive : (1 <= first_strong)%nat.
Hypothesis first_weak_positive : (1 <= first_weak)%nat.
Hypothesis first_strong_small : quarter first_strong <= strong.
Hypothesis first_weak_small : quarter first_weak <= weak.

Definition digits_oracle (iota : input) : oracle :=
  match iota with
  | Strong iota => fork_oracle (inverse_evaluation m N b g strong) iota
  | Weak i n => fork_oracle (inverse_evaluation m N b g weak) (Member i n)
  end.

(** Within [rho] of a minimiser in the Euclidean norm. *)
Definition digits_right (rho : K) (iota : input) : (nat -> K) -> Prop :=
  within_of (euclidean_over (S (S N))) rho (digits_solutions p m N b g strong weak iota).

Theorem C1_fields_admissible iota : in_omega first_strong first_weak iota ->
  answers_about (digits_evaluation m N b g strong weak iota) (digits_oracle iota).
Proof.
  destruct iota as [iota | i n]; intros H.
  - apply (fork_oracle_answers (inverse_evaluation m N b g strong) first_strong first_strong_positive); [| exact H].
    intros i n l _. apply inverse_distance.
  - apply (fork_oracle_answers (inverse_evaluation m N b g weak) first_weak first_weak_positive)
    with (iota := Member i n); [| exact H].
    intros i' n' l _. apply inverse_distance.
Qed.

(** No output is right about both branches of a family at once. *)
Lemma digits_not_both top first j n x : Optimisation.admitted p top -> (forall i, 0 <= g i < top) ->
  quarter first <= top -> in_window (tenth j) (Optimisation.coefficient p top) -> (first <= n)%nat ->
  let right i := within_of (euclidean_over (S (S N))) (tenth j) (inverse_solutions p m N b g top (Member i n)) in
  right One x -> right Two x -> False.
Proof.
  intros Ad G S (C0 & C1 & _) Hn right.
  destruct (inverse_separated p m N b g top first Ad G S (tenth j)) as (kappa & L & Ap);
    [exact (lt_le _ _ (tenth_positive j)) | exact C1 | exact (lt_le _ _ C0) |].
  apply (within_of_not_both _ kappa (tenth j)); [| exact L]. intros y z r Y Z. apply (Ap n n Hn Hn y z r Y Z).
Qed.

Let further_strong j : 0 <= g j < strong.
Proof. clear - further weak_strong. pose proof (further j). fra. Qed.

Lemma digits_asked iota : in_omega first_strong first_weak iota ->
  given digits_oracle (in_omega first_strong first_weak) (digits_oracle iota).
Proof. intros H. exists iota. auto. Qed.

(** (iii) The midpoint of the weak segment is right about all inputs, without reading. *)
Lemma strong_solution iota : is_input first_strong iota ->
  digits_solutions p m N b g strong weak (Strong iota) (pair cs 0) \/
  digits_solutions p m N b g strong weak (Strong iota) (pair 0 cs).
Proof.
  clear first_weak_small. destruct cs_window as (C0 & _).
  destruct iota as [| [|] n]; intros H; [left | left | right].
  - apply (solutions_limit p m N b g strong strong_admitted further_strong). exists cs, 0.
    split; [intros j _; reflexivity |]. split; [fra |]. split; [fra | apply plus_0_r].
  - apply (solutions_one p m N b g strong first_strong); auto. intros j _. reflexivity.
  - apply (solutions_two p m N b g strong first_strong); auto. intros j _. reflexivity.
Qed.

Theorem C1_fields_no_reading iota : in_omega first_strong first_weak iota ->
  digits_right (tenth k) iota (pair ($(1 # 2) * cw) ($(1 # 2) * cw)).
Proof.
  intros Hi. destruct cs_window as (S0 & _ & S2). destruct cw_window as (W0 & _ & W2).
  assert (T : forall j, @tenth K (S j) == $(1 # 10) * tenth j) by reflexivity. rewrite !T in W2, S2. rewrite !T in S2.
  pose proof (@tenth_positive K k). pose proof (square_nonneg (@tenth K k)).
  pose proof (square_nonneg ($(1 # 2) * cw - cs)). assert (0 <= cs * cw) by (apply mult_le_0_compat; fra).
  destruct iota as [iota | [|] n].
  - destruct (strong_solution iota Hi) as [C | C]; (eapply within_plane; [| exact C |]; fra).
  - assert (C : digits_solutions p m N b g strong weak (Weak One n) (pair cw 0))
      by (apply (solutions_one p m N b g weak first_weak); auto; intros j _; reflexivity).
    eapply within_plane; [| exact C |]; fra.
  - assert (C : digits_solutions p m N b g strong weak (Weak Two n) (pair 0 cw))
      by (apply (solutions_two p m N b g weak first_weak); auto; intros j _; reflexivity).
    eapply within_plane; [| exact C |]; fra.
Qed.

Context {F : ordered_field} (P : probability_space F).
Variable A : general_algorithm (given digits_oracle (in_omega first_strong first_weak)) (outcome P) (nat -> K).

Let halting := forall l, event P (ends_by l A (digits_oracle (Strong Limit)) (fun _ => True)).

(** (i) *)
Theorem C1_fields_any (q : F) : halting ->
  (forall iota, in_omega first_strong first_weak iota ->
     at_least P (ends A (digits_oracle iota) (digits_right (tenth (S (S k))) iota)) q) -> q <= $(2 # 3).
Proof.
  intros H B. apply (fork_any P (fun iota => digits_oracle (Strong iota))
    (fun iota => digits_right (tenth (S (S k))) (Strong iota)) first_strong) with (A := A).
  - intros i n Hn. apply (digits_asked (Strong (Member i n)) Hn).
  - intros i l n. apply fork_oracle_alike.
  - intros n x Hn. apply (digits_not_both strong first_strong (S (S k)) n x); assumption.
  - apply (digits_asked (Strong Limit) I).
  - exact H.
  - intros iota Hi. apply (B (Strong iota) Hi).
Qed.

Theorem C1_fields_halting (q : F) : halting ->
  at_least P (ends A (digits_oracle (Strong Limit)) (fun _ => True)) 1 ->
  (forall iota, in_omega first_strong first_weak iota ->
     at_least P (ends A (digits_oracle iota) (digits_right (tenth (S (S k))) iota)) q) -> q <= $(1 # 2).
Proof.
  intros H H1 B. apply (fork_halting P (fun iota => digits_oracle (Strong iota))
    (fun iota => digits_right (tenth (S (S k))) (Strong iota)) first_strong) with (A := A).
  - intros i n Hn. apply (digits_asked (Strong (Member i n)) Hn).
  - intros i l n. apply fork_oracle_alike.
  - intros n x Hn. apply (digits_not_both strong first_strong (S (S k)) n x); assumption.
  - apply (digits_asked (Strong Limit) I).
  - exact H.
  - exact H1.
  - intros iota Hi. apply (B (Strong iota) Hi).
Qed.

(** (ii) *)
Theorem C1_fields_levels l (q : F) : let n := Nat.max (l + 1) first_weak in
  reads_levels l A (digits_oracle (Weak One n)) ->
  (forall i, at_least P (ends A (digits_oracle (Weak i n)) (digits_right (tenth (S k)) (Weak i n))) q) ->
  q <= $(1 # 2).
Proof.
  clear first_strong_positive first_weak_positive. intros n R B. assert (Hn : (first_weak <= n)%nat) by (unfold n; lia).
  assert (q + q <= 1); [| fra].
  apply (W_general_sum P A (digits_oracle (Weak One n)) (digits_oracle (Weak Two n))
    (digits_right (tenth (S k)) (Weak One n)) (digits_right (tenth (S k)) (Weak Two n)) l); try apply B; try exact R.
  - apply (digits_asked (Weak One n) Hn).
  - apply (digits_asked (Weak Two n) Hn).
  - intros i j L. assert (Hl : (l <= n)%nat) by (unfold n; lia).
    pose proof (fork_oracle_alike (inverse_evaluation m N b g weak) first_weak) as Al.
    etransitivity; [symmetry; apply (Al One l n Hn Hl i j L) | apply (Al Two l n Hn Hl i j L)].
  - intros x. apply (digits_not_both weak first_weak (S k) n x); assumption.
Qed.
End Digits.

(** ** D *)

Section LinearPrograms.
Context {K : archimedean_field}.
Variables (m N : nat) (top y1 : K) (first : nat).
Hypothesis top_positive : 0 < top.
Hypothesis y1_positive : 0 < y1.
Hypothesis first_positive : (1 <= first)%nat.
Hypothesis first_small : quarter first < top.
Let evaluations := LinearPrograms.linear_evaluation m N top y1.
Let solutions := LinearPrograms.linear_solutions m N top y1.

(** The bounds of K and W, with one information for all accuracies [rho] in [rhos]. *)
Definition unreachable_over (d : metric_over K (nat -> K)) (rhos : K -> Prop) : Prop :=
  exists information,
    (forall iota, is_input first iota -> answers_about (evaluations iota) (information iota)) /\
    forall rho, rhos rho ->
      K_bounds_over d solutions first information rho /\ W_bound_over d solutions first information rho.

Lemma linear_bounds d (rhos : K -> Prop) :
  (forall rho, rhos rho -> exists kappa, $2 * rho < kappa /\ forall x z r,
     equal (S (S (S N))) x (pair (y1 / top) 0) -> equal (S (S (S N))) z (pair 0 (y1 / top)) ->
     close_by d x r z -> kappa <= r) -> unreachable_over d rhos.
Proof.
  intros H. exists (fork_oracle evaluations). split.
  - apply (fork_oracle_answers evaluations first first_positive). intros i n k _.
    apply evaluation_close, LinearPrograms.program_depends.
  - intros rho Hr. destruct (H rho Hr) as (kappa & L & Ap). apply (fork_bounds d evaluations solutions first kappa rho);
      [| exact L].
    intros n n' Hn Hn' x z r X Z. apply (Ap x z r).
    + apply (LinearPrograms.linear_one m N top y1 first top_positive y1_positive first_small n x Hn), X.
    + apply (LinearPrograms.linear_two m N top y1 first top_positive y1_positive first_small n' z Hn'), Z.
Qed.

Theorem D_fields_lp p (Hp : (1 <= p)%nat) :
  unreachable_over (lp_over p (S (S (S N))) Hp) (fun rho => 0 <= rho /\ fpower ($2 * rho) p < $2 * fpower (y1 / top) p).
Proof.
  apply linear_bounds. intros rho [R L]. destruct (kappa_exists p rho (y1 / top) R L) as (kappa & K1 & K2 & K3).
  exists kappa. split; [exact K1 |]. intros x z r X Z.
  pose proof (LinearPrograms.value_positive top y1 top_positive y1_positive).
  apply (corners_ball p (S N) (y1 / top) kappa Hp ltac:(fra) K2 K3 x z X Z).
Qed.

Theorem D_fields_linf : unreachable_over (linf_over (S (S (S N)))) (fun rho => $2 * rho < y1 / top).
Proof.
  apply linear_bounds. intros rho L. exists (y1 / top). split; [exact L |]. intros x z r X Z.
  pose proof (LinearPrograms.value_positive top y1 top_positive y1_positive).
  apply (corners_sup_ball (S N) (y1 / top) ltac:(fra) x z X Z).
Qed.
End LinearPrograms.
