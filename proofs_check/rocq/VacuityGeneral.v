(** * That no theorem about general algorithms is empty

    The families of VacuityComputation.v; the algorithm is a toss of one fair bit between two outputs, over the
    probability space of that bit, with b = 1/2, if the theorem does not ask for another. *)

From Coq Require Import QArith Qabs List Lqa Lia PeanoNat.
From Barriers Require Import OrderedFields Archimedean ProbabilitySpaces Algorithms Probability Computation Sharpness.
From Barriers Require Import GeneralAlgorithms GeneralFamilies GeneralResults GeneralTrees.
From Barriers Require Networks Minimisers Training Digits Distances Sums Optimisation.
From Barriers Require Import TrustBarriers.
From Barriers Require Import Vacuity VacuityNetworks VacuityComputation VacuityPrograms.
Import ListNotations.
Open Scope Q_scope.

Local Notation F := Q_field.
Definition P : probability_space F := bits F 1.

(** ** The algorithms *)

Section Toss.
Context (D : oracle -> Prop) {M : Type}.
Implicit Types (x y : M) (o : oracle) (G : M -> Prop).

(** The toss: heads [x], tails [y]; and what always, or never, halts. *)
Definition toss x y : general_algorithm D tape M.
Proof.
  refine {| halts := fun (w : tape) o z read => z = (if w O then x else y) /\ read = [] |}.
  - intros w o z z' read read' _ [E _] [E' _]. congruence.
  - intros w o o' z read _ _ _ H. exact H.
Defined.

Definition always {W} x : general_algorithm D W M.
Proof.
  refine {| halts := fun (w : W) o z read => z = x /\ read = [] |}.
  - intros w o z z' read read' _ [E _] [E' _]. congruence.
  - intros w o o' z read _ _ _ H. exact H.
Defined.

Definition nothing {W} : general_algorithm D W M.
Proof.
  refine {| halts := fun (w : W) o (z : M) read => False |}.
  - intros w o z z' read read' _ [].
  - intros w o o' z read _ _ _ [].
Defined.

Lemma toss_ends x y o G w : ends (toss x y) o G w <-> G (if w O then x else y).
Proof.
  split; [intros (z & r & [-> _] & H); exact H |].
  intros H. exists (if w O then x else y), []. split; [split; reflexivity | exact H].
Qed.

Lemma toss_ends_by m x y o G w : ends_by m (toss x y) o G w <-> G (if w O then x else y).
Proof.
  split; [intros (z & r & [-> _] & H & _); exact H |].
  intros H. exists (if w O then x else y), []. split; [split; reflexivity |]. split; [exact H | intros k n []].
Qed.

Lemma first_bit (g : bool -> bool) : decided_by 1 (fun w => g (w O)).
Proof. intros w w' E. rewrite (E O) by lia. reflexivity. Qed.

(** What the first bit decides is an event. *)
Lemma bit_event (A : tape -> Prop) (g : bool -> bool) : (forall w, A w <-> g (w O) = true) -> event P A.
Proof.
  intros E. exists (of_Q (proportion 1 (fun w => g (w O)))), (fun w => g (w O)).
  split; [apply first_bit |]. split; [exact E | reflexivity].
Qed.

Lemma toss_event x y G (A : tape -> Prop) : G x \/ ~ G x -> G y \/ ~ G y ->
  (forall w, A w <-> G (if w O then x else y)) -> event P A.
Proof.
  intros [X | X] [Y | Y] E;
    [apply (bit_event A (fun _ => true)) | apply (bit_event A (fun b => b)) |
     apply (bit_event A negb) | apply (bit_event A (fun _ => false))];
    intros w; rewrite E; destruct (w O); simpl; intuition congruence.
Qed.

Lemma toss_by_event m x y o G : G x \/ ~ G x -> G y \/ ~ G y -> event P (ends_by m (toss x y) o G).
Proof. intros X Y. apply (toss_event x y G _ X Y). intros w. apply toss_ends_by. Qed.

Lemma toss_end_event x y o G : G x \/ ~ G x -> G y \/ ~ G y -> event P (ends (toss x y) o G).
Proof. intros X Y. apply (toss_event x y G _ X Y). intros w. apply toss_ends. Qed.

Lemma bit_at_least (A : tape -> Prop) (g : bool -> bool) q : (forall b w, g b = true -> w O = b -> A w) ->
  q <= proportion 1 (fun w => g (w O)) -> at_least P A (@of_Q F q).
Proof.
  intros E L. exists (fun w => g (w O) = true), (@of_Q F (proportion 1 (fun w => g (w O)))).
  split; [exists (fun w => g (w O)); split; [apply first_bit | split; [tauto | reflexivity]] |].
  split; [intros w H; apply (E (w O) w H eq_refl) | apply of_Q_le, L].
Qed.

Lemma toss_half x y o G : G x \/ G y -> at_least P (ends (toss x y) o G) (@of_Q F (1 # 2)).
Proof.
  intros [X | Y]; [apply (bit_at_least _ (fun b => b)) | apply (bit_at_least _ negb)]; try discriminate;
    intros b w H E; apply toss_ends; rewrite E; destruct b; try discriminate; assumption.
Qed.

Lemma toss_one x y o G : G x -> G y -> at_least P (ends (toss x y) o G) (@of_Q F 1).
Proof.
  intros X Y. apply (bit_at_least _ (fun _ => true)); [| discriminate]. intros b w _ _. apply toss_ends.
  destruct (w O); assumption.
Qed.

Lemma toss_at_most x y o G : ~ (G x /\ G y) -> G x \/ ~ G x -> at_most P (ends (toss x y) o G) (@of_Q F (1 # 2)).
Proof.
  intros N X. assert (B : forall g : bool -> bool, (forall w, ends (toss x y) o G w -> g (w O) = true) ->
    proportion 1 (fun w => g (w O)) <= 1 # 2 -> at_most P (ends (toss x y) o G) (@of_Q F (1 # 2))).
  { intros g I L p H. apply (le_trans _ (@of_Q F (proportion 1 (fun w => g (w O))))); [| apply of_Q_le, L].
    apply (at_least_event P (fun w => g (w O) = true)).
    - exists (fun w => g (w O)). split; [apply first_bit | split; [tauto | reflexivity]].
    - revert H. apply at_least_within; [exact I | apply le_refl]. }
  destruct X as [X | X].
  - apply (B (fun b => b)); [| discriminate]. intros w H. apply toss_ends in H. destruct (w O); [reflexivity | tauto].
  - apply (B negb); [| discriminate]. intros w H. apply toss_ends in H. destruct (w O); [contradiction | reflexivity].
Qed.

Lemma nothing_is_certain {F' : ordered_field} (P' : probability_space F') A : at_least P' A fzero.
Proof.
  destruct (Pr_complement P' _ _ (Pr_all F' P')) as (s & S & E). exists (fun w => True /\ ~ True), s.
  split; [exact S |]. split; [intros w [_ N]; destruct (N Logic.I) | rewrite E; fra].
Qed.
End Toss.

Definition any (o : oracle) : Prop := True.
Notation toss_of := (toss any true false).
Notation half := (@of_Q F (1 # 2)).

Lemma decided (S : bool -> Prop) : S true \/ ~ S true -> S false \/ ~ S false -> forall x,
  accurate d 0 S x \/ ~ accurate d 0 S x.
Proof.
  intros T N x. assert (H : S x \/ ~ S x) by (destruct x; assumption).
  destruct H as [H | H]; [left; apply discrete_accurate, H | right; apply not_accurate, H].
Qed.

Lemma jump_decided n x : accurate d 0 (jump_right n) x \/ ~ accurate d 0 (jump_right n) x.
Proof.
  destruct n; (apply decided; [|]); unfold jump_right; ((left; reflexivity) || (right; discriminate)).
Qed.

Lemma fork_decided iota x : accurate d 0 (fork_right iota) x \/ ~ accurate d 0 (fork_right iota) x.
Proof.
  destruct iota as [| [|] n]; apply decided; simpl; ((left; exact I || reflexivity) || (right; discriminate)).
Qed.

Lemma jump_toss n : at_least P (ends toss_of (jump_information a_jump n) (accurate d 0 (jump_right n))) half.
Proof. apply toss_half, one_is_right, jump_one. Qed.
Lemma fork_toss iota : at_least P (ends toss_of (fork_information a_fork iota) (accurate d 0 (fork_right iota))) half.
Proof. apply toss_half, one_is_right, fork_one. Qed.

(** ** The inequalities *)

Lemma exclusive x : x = true -> x = false -> False. Proof. congruence. Qed.
Lemma toss_by_half m o (G : bool -> Prop) : G true \/ G false -> at_least P (ends_by m toss_of o G) half.
Proof.
  intros H. generalize (toss_half any true false o G H). apply at_least_within; [| apply le_refl].
  intros w E. apply toss_ends_by, (toss_ends any true false o G w), E.
Qed.

Lemma J_general_sum_satisfiable : satisfiable @J_general_sum.
Proof.
  exists F, P, any, bool, toss_of, o0, o0, (fun x => x = true), (fun x => x = false), O, half, half, I, I.
  exists (fun _ _ _ => eq_refl), exclusive, (toss_by_half O o0 (fun x => x = true) (or_introl eq_refl)).
  exists (toss_half any true false o0 (fun x => x = false) (or_intror eq_refl)). exact I.
Qed.
Lemma K_general_sum_satisfiable : satisfiable @K_general_sum.
Proof.
  exists F, P, any, bool, toss_of, o0, o0, o0, (fun x => x = true), (fun x => x = false), O, half, half, half, I, I,
    I.
  exists (fun _ _ _ => eq_refl), (fun _ _ _ => eq_refl), exclusive,
    (toss_half any true false o0 (fun x => x = true) (or_introl eq_refl)).
  exists (toss_half any true false o0 (fun x => x = false) (or_intror eq_refl)),
    (toss_by_half O o0 (fun _ => True) (or_introl I)). exact I.
Qed.
Lemma toss_reads_nothing m o : reads_levels m toss_of o.
Proof. intros w x read [_ ->] k n []. Qed.
Lemma W_general_sum_satisfiable : satisfiable @W_general_sum.
Proof.
  exists F, P, any, bool, toss_of, o0, o0, (fun x => x = true), (fun x => x = false), O, half, half, I, I.
  exists (fun _ _ _ => eq_refl), exclusive, (toss_reads_nothing O o0),
    (toss_half any true false o0 (fun x => x = true) (or_introl eq_refl)).
  exists (toss_half any true false o0 (fun x => x = false) (or_intror eq_refl)). exact I.
Qed.
Lemma either x : True -> ~ x = true -> x = false. Proof. destruct x; tauto. Qed.
Lemma known (x c : bool) : x = c \/ ~ x = c. Proof. destruct x, c; auto; right; discriminate. Qed.
Lemma X2_general_sum_satisfiable : satisfiable @X2_general_sum.
Proof.
  exists F, P, any, bool, toss_of, o0, o0, o0, (fun _ => True), (fun x => x = true), (fun x => x = false), O, half,
    half, half.
  exists I, I, I, (fun _ _ _ => eq_refl), (fun _ _ _ => eq_refl), either.
  exists (toss_end_event any true false o0 (fun x => x = true) (known true true) (known false true)),
    (toss_by_half O o0 (fun _ => True) (or_introl I)).
  unshelve eexists; [apply toss_at_most; [intros [_ E]; discriminate | apply known] |].
  unshelve eexists; [apply toss_at_most; [intros [E _]; discriminate | apply known] |]. exact I.
Qed.

(** ** The families *)

Lemma J_general_satisfiable : satisfiable @J_general.
Proof. exists bool, d, a_jump, jump_right, 1, a_jump_close, a_jump_apart. exact I. Qed.
Lemma J_general_outcome_satisfiable : satisfiable @J_general_outcome.
Proof.
  exists bool, d, a_jump, jump_right, 1, 0, a_jump_apart, small_0, F, P, any, (fun _ => I), toss_of, O,
    (fun _ => true), true.
  exists [], (conj eq_refl eq_refl). unshelve eexists; [intros k n [] |]. exact I.
Qed.
Lemma indexed {A} (x y : A) : Some x = Some y -> x = y. Proof. congruence. Qed.
Lemma J_general_larger_satisfiable : satisfiable @J_general_larger.
Proof.
  exists bool, d, nat, a_jump, jump_right, (fun n => n), (fun n => Some n), 1, (fun _ => eq_refl).
  exists (fun n m => indexed n m), a_jump_close, a_jump_apart. exact I.
Qed.
Lemma K_general_satisfiable : satisfiable @K_general.
Proof. exists bool, d, a_fork, fork_right, 1, 1%nat, (le_n 1), a_fork_close, a_fork_apart. exact I. Qed.
Definition fork_index (iota : fork) : option fork :=
  match iota with Member _ O => None | _ => Some iota end.
Lemma K_general_larger_satisfiable : satisfiable @K_general_larger.
Proof.
  exists bool, d, fork, a_fork, fork_right, (fun iota => iota), fork_index, 1, 1%nat. unshelve eexists.
  { intros [| i [| n]] H; [reflexivity | simpl in H; lia | reflexivity]. }
  unshelve eexists.
  { intros [| i [| n]] iota E; try discriminate; injection E as <-; split; try reflexivity; simpl; auto; lia. }
  exists (le_n 1), a_fork_close, a_fork_apart. exact I.
Qed.
Lemma W_general_weak_satisfiable : satisfiable @W_general_weak.
Proof.
  exists bool, d, a_fork, fork_right, 1, 0, 1%nat, a_fork_apart, small_0, F, P, any, (fun _ _ _ => I), toss_of, O,
    half.
  exists (toss_reads_nothing _ _), (fun i => fork_toss _). exact I.
Qed.

(** ** X1, X2 *)

Lemma always_flag (G : bool -> Prop) o : G true -> general_flag (always any true) o G true.
Proof. intros H. exists true, []. split; [split; reflexivity | exact H]. Qed.
Lemma always_no_flag (G : bool -> Prop) o : ~ G true -> general_flag (always any true) o G false.
Proof. intros N (x & r & [-> _] & H). exact (N H). Qed.
Lemma nothing_flag {M} (G : M -> Prop) o : general_flag (nothing any) o G false.
Proof. intros (x & r & [] & _). Qed.

Lemma flags_of_always (G : bool -> Prop) o : G true \/ ~ G true ->
  (general_flag (always any true) o G true \/ ~ general_flag (always any true) o G true) /\
  (general_flag (always any true) o G false \/ ~ general_flag (always any true) o G false) /\
  (general_flag (always any true) o G true \/ general_flag (always any true) o G false).
Proof.
  intros [H | H].
  - pose proof (always_flag G o H) as T. split; [left; exact T |].
    split; [right; intros N; exact (N T) | left; exact T].
  - pose proof (always_no_flag G o H) as N. split; [right; exact N |]. split; [left; exact N | right; exact N].
Qed.

Lemma jump_checked m : event P (ends_by m toss_of (jump_information a_jump O)
  (general_flag (always any true) (jump_information a_jump O) (accurate d 0 (jump_right O)))).
Proof. apply toss_by_event; apply (flags_of_always _ _ (jump_decided O true)). Qed.
Lemma jump_checks n : at_least P (ends toss_of (jump_information a_jump n)
  (general_flag (always any true) (jump_information a_jump n) (accurate d 0 (jump_right n)))) half.
Proof. apply toss_half, (flags_of_always _ _ (jump_decided n true)). Qed.
Lemma fork_checked m : event P (ends_by m toss_of (fork_information a_fork Limit)
  (general_flag (always any true) (fork_information a_fork Limit) (accurate d 0 (fork_right Limit)))).
Proof. apply toss_by_event; apply (flags_of_always _ _ (fork_decided Limit true)). Qed.
Lemma fork_checks iota : at_least P (ends toss_of (fork_information a_fork iota)
  (general_flag (always any true) (fork_information a_fork iota) (accurate d 0 (fork_right iota)))) half.
Proof. apply toss_half, (flags_of_always _ _ (fork_decided iota true)). Qed.

Lemma X1_general_jump_satisfiable : satisfiable @X1_general_jump.
Proof.
  exists bool, d, a_jump, jump_right, 1, 0, a_jump_apart, small_0, F, P, any, (fun _ => I), (always any true),
    toss_of.
  exists jump_checked, half. unshelve eexists; [left; apply always_flag, discrete_accurate; reflexivity |].
  exists jump_checks. exact I.
Qed.
Lemma X1_general_fork_satisfiable : satisfiable @X1_general_fork.
Proof.
  exists bool, d, a_fork, fork_right, 1, 0, 1%nat, a_fork_apart, small_0, F, P, any, (fun _ _ _ => I), I,
    (always any true).
  exists toss_of, fork_checked, half. unshelve eexists; [left; apply always_flag, discrete_accurate; exact I |].
  exists (fun iota _ => fork_checks iota). exact I.
Qed.

(** What never halts has the flag 0 everywhere, and so says who always says so. *)
Notation no := (toss any false false).
Lemma no_says o (G : bool -> Prop) : at_least P (ends no o (general_flag (nothing any) o G)) (@of_Q F 1).
Proof. apply toss_one; apply nothing_flag. Qed.
Lemma no_event m o (G : bool -> Prop) : event P (ends_by m no o (general_flag (nothing any) o G)).
Proof. apply toss_by_event; left; apply nothing_flag. Qed.

Lemma X1_general_jump_above_satisfiable : satisfiable @X1_general_jump_above.
Proof.
  exists bool, d, a_jump, jump_right, 1, 0, a_jump_apart, small_0, F, P, any, (fun _ => I), (nothing any), no.
  exists (fun m => no_event m _ _), (@of_Q F 1), (of_Q_lt F (1 # 2) 1 eq_refl), (fun n => no_says _ _). exact I.
Qed.
Lemma X1_general_fork_above_satisfiable : satisfiable @X1_general_fork_above.
Proof.
  exists bool, d, a_fork, fork_right, 1, 0, 1%nat, a_fork_apart, small_0, F, P, any, (fun _ _ _ => I), I,
    (nothing any).
  exists no, (fun m => no_event m _ _), (@of_Q F 1), (of_Q_lt F (1 # 2) 1 eq_refl), (fun iota _ => no_says _ _).
  exact I.
Qed.

Notation flagged := (toss any (true, true) (false, true)).
Notation false_of S := (fun y : bool * bool => snd y = true /\ ~ accurate d 0 S (fst y)).

Lemma false_known (S : bool -> Prop) x : accurate d 0 S x \/ ~ accurate d 0 S x ->
  false_of S (x, true) \/ ~ false_of S (x, true).
Proof. intros [H | H]; [right; intros [_ N]; exact (N H) | left; split; [reflexivity | exact H]]. Qed.

Lemma X2_general_jump_satisfiable : satisfiable @X2_general_jump.
Proof.
  exists bool, d, a_jump, jump_right, 1, 0, a_jump_apart, small_0, F, P, any, (fun _ => I), flagged, (@of_Q F 1),
    half.
  unshelve eexists; [intros m; apply toss_by_event; left; reflexivity |].
  unshelve eexists; [apply toss_end_event; apply false_known, jump_decided |].
  unshelve eexists; [apply toss_one; reflexivity |]. unshelve eexists; [| exact I].
  intros n. apply toss_at_most; [| apply false_known, jump_decided]. intros [[_ N1] [_ N2]].
  destruct (one_is_right _ (jump_one n)); contradiction.
Qed.
Lemma X2_general_fork_satisfiable : satisfiable @X2_general_fork.
Proof.
  exists bool, d, a_fork, fork_right, 1, 0, 1%nat, a_fork_apart, small_0, F, P, any, (fun _ _ _ => I), I, flagged.
  exists (@of_Q F 1), half. unshelve eexists; [intros m; apply toss_by_event; left; reflexivity |].
  unshelve eexists; [intros n _; apply toss_end_event; apply false_known, fork_decided |].
  unshelve eexists; [apply toss_one; reflexivity |]. unshelve eexists; [| exact I].
  intros i n _. apply toss_at_most; [| apply false_known, fork_decided]. intros [[_ N1] [_ N2]].
  destruct (one_is_right _ (fork_one (Member i n))); contradiction.
Qed.

(** ** B2, C1, D *)

Lemma labels_20 n : (1 <= n)%nat ->
  @Training.Xi Q_archimedean 2 [3%nat] 1 0 20 Minimisers.sup_cost n (Minimisers.labels 20).
Proof.
  apply (Training.labels_solve 2 [3%nat] 1 0 0 20 Minimisers.sup_cost d_2 hidden_3 positive_3 a_1 (Qle_refl 0) cost_20).
Qed.

Lemma B2_general_satisfiable : satisfiable @B2_general.
Proof.
  destruct coin_between_solutions as (v0 & V & _).
  assert (N : ~ accurate Training.max_metric 0 (Training.Xi 2 [3%nat] 1 0 20 Minimisers.sup_cost O)
    (Minimisers.labels 20)).
  { apply (Training.accurate_far _ _ (Training.kappa 0) 0 _
      (Training.Xi_apart 2 [3%nat] 1 0 0 20 Minimisers.sup_cost d_2 hidden_3 positive_3 a_1 r_20 cost_20 1 (le_n 1)));
      [reflexivity |]. apply labels_20, le_n. }
  pose proof (Training.Xi_accurate 2 [3%nat] 1 0 20 Minimisers.sup_cost) as Acc.
  exists 2%nat, [3%nat], 1, 0, 0, 20%nat, Minimisers.sup_cost, d_2, hidden_3, positive_3, a_1, r_20, cost_20, 0, F, P.
  exists (toss _ (Minimisers.labels 20) v0), half, eq_refl. unshelve eexists; [| unshelve eexists; [| exact I]].
  - intros m. apply toss_by_event; [right; exact N | left; apply (Acc O 0 v0 (Qle_refl 0) V)].
  - intros [| n]; apply toss_half;
      [right; apply (Acc O 0 v0 (Qle_refl 0) V) | left; apply (Acc (S n) 0 _ (Qle_refl 0))].
    apply labels_20. lia.
Qed.

Lemma C1_general_any_satisfiable : satisfiable @C1_general_any.
Proof.
  exists p, O, 1%nat, 1%nat, ones, none, strong, weak, 1%nat, 1%nat.
  exists weak_strong, strong_admitted, strong_window, none_further, strong_first, F, P, (toss _ nowhere nowhere),
    fzero.
  unshelve eexists; [intros l; apply toss_by_event; left; exact I |].
  exists (fun iota _ => nothing_is_certain _ _). exact I.
Qed.
Lemma C1_general_halting_satisfiable : satisfiable @C1_general_halting.
Proof.
  exists p, O, 1%nat, 1%nat, ones, none, strong, weak, 1%nat, 1%nat.
  exists weak_strong, strong_admitted, strong_window, none_further, strong_first, F, P, (toss _ nowhere nowhere),
    fzero.
  unshelve eexists; [intros l; apply toss_by_event; left; exact I |].
  unshelve eexists; [apply (toss_one _ nowhere nowhere _ (fun _ => True) I I) |].
  exists (fun iota _ => nothing_is_certain _ _). exact I.
Qed.
Lemma C1_general_levels_satisfiable : satisfiable @C1_general_levels.
Proof.
  exists p, O, 1%nat, 1%nat, ones, none, strong, weak, 1%nat, 1%nat.
  exists weak_admitted, weak_window, none_further, weak_first, F, P, (toss _ nowhere nowhere), O, fzero.
  unshelve eexists; [intros w x read [_ ->] k n [] |]. exists (fun i => nothing_is_certain _ _). exact I.
Qed.
Lemma D_general_lp_satisfiable : satisfiable @D_general_lp.
Proof.
  exists 1%nat, 1%nat, 1, 1, 1%nat, one_positive, one_positive, (le_n 1), quarter_below_1, 2%nat,
    (le_S _ _ (le_n 1)). exact I.
Qed.
Lemma D_general_linf_satisfiable : satisfiable @D_general_linf.
Proof. exists 1%nat, 1%nat, 1, 1, 1%nat, one_positive, one_positive, (le_n 1), quarter_below_1. exact I. Qed.

(** ** Trees, and what the audits rely on *)

Lemma heads o : attains o (fun x => x = true) O tossed (1 # 2).
Proof. apply coin_succeeds. left. reflexivity. Qed.
Lemma tails o : attains o (fun x => x = false) O tossed (1 # 2).
Proof. apply coin_succeeds. right. reflexivity. Qed.

Lemma J_trees_sum_satisfiable : satisfiable @J_trees_sum.
Proof.
  exists bool, o0, o0, (fun x => x = true), (fun x => x = false), O, O, tossed, (1 # 2), (1 # 2),
    (fun _ _ _ => eq_refl).
  exists exclusive, (heads _), (tails _). exact I.
Qed.
Lemma K_trees_sum_satisfiable : satisfiable @K_trees_sum.
Proof.
  exists bool, o0, o0, o0, (fun x => x = true), (fun x => x = false), O, O, O, tossed, 1, (1 # 2), (1 # 2).
  exists (fun _ _ _ => eq_refl), (fun _ _ _ => eq_refl), exclusive, (tossed_halts _), (heads _), (tails _). exact I.
Qed.
Lemma at_least_event_satisfiable : satisfiable @at_least_event.
Proof. exists F, P, (fun _ => True), half, fone, (Pr_all F P). exact I. Qed.
Lemma tree_is_cut_satisfiable : satisfiable @tree_is_cut.
Proof. exists bool, tossed, (fun _ => true), o0, true, []. exact I. Qed.
Lemma trees_are_general_satisfiable : satisfiable @trees_are_general.
Proof. exists bool, F, o0, (fun x => x = true), O, tossed, (1 # 2). exact I. Qed.
