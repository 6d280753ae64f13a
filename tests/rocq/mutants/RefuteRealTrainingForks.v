(** * Mutants of B5, and of X1 for networks, over the real numbers

    The instances of RefuteTrainingFieldsForks.v, in R: d = 2, one neuron, a = 1, four points, the distance as cost,
    accuracy 1/4, if nothing else is said.  The constant 1/2 is right on T_0, and on no other input; who searches the
    tiny print is right on all others, and never halts on T_0. *)

From Coq Require Import QArith Qreals List Lia PeanoNat.
From Coq Require Import Raxioms RIneq Rbasic_fun Rfunctions Lra.
From Barriers Require Import OrderedFields Archimedean RealField ProbabilitySpaces Algorithms.
From Barriers Require Import GeneralAlgorithms TrainingFields RealComputation Reals RealTraining.
From Barriers Require Networks Minimisers Training Classification RealVacuity.
From Mutants Require Import Verdicts RefuteFields RealOutcomes RefuteRealTraining.
From Mutants Require AnyLevel AnyLevelMinimisers AnyLevelTraining RefuteTrainingFieldsForks.
Import ListNotations.
Open Scope R_scope.
Import RefuteTrainingFieldsForks (role, Say, Look, Search, wary, unless).
Module Forks := RefuteTrainingFieldsForks.

(** ** Networks that are right *)

Definition half_of (d : nat) (Hd : (1 <= d)%nat) : network_of d [1%nat] :=
  exist _ (constant d (1 / 2)) (constant_is d (1 / 2) Hd).
Definition half : network_of 2 [1%nat] := half_of 2 (le_S 1 1 (le_n 1)).
Definition half_1 : network_of 1 [1%nat] := half_of 1 (le_n 1).
Definition net_5 : network_of 2 [3%nat] := exist _ exact_5 exact_5_is.
Definition tiny (w : R) : network_of 2 [1%nat] := exist _ (second w) (second_is w).
Lemma half_predicts d Hd a e r C alpha n : right d [1%nat] a e r C alpha n (all r (1 / 2)) <->
  network_right d [1%nat] a e r C alpha n (half_of d Hd).
Proof. unfold network_right, half_of. cbn [proj1_sig]. rewrite constant_predicts. reflexivity. Qed.
Lemma net_on_one_input n : network_right 1 [1%nat] 1 0 4 sup_cost 0 n half_1.
Proof. apply half_predicts, right_on_one_input. Qed.
Lemma net_at_one_point n : network_right 2 [1%nat] 0 0 4 sup_cost 0 n half.
Proof. apply half_predicts, right_at_one_point. Qed.
Lemma net_about_nothing n : network_right 2 [1%nat] 1 0 0 sup_cost 0 n half.
Proof. apply half_predicts, right_about_nothing. Qed.
Lemma net_for_no_cost n : network_right 2 [1%nat] 1 0 4 no_cost 0 n half.
Proof. apply half_predicts, right_for_no_cost. Qed.
Lemma net_about_5 n : network_right 2 [3%nat] 1 0 5 sup_cost 0 n net_5.
Proof. unfold network_right, net_5. cbn [proj1_sig]. rewrite exact_5_predicts. apply right_about_5. Qed.
(** 1/2 is 1/2 from all labels. *)
Lemma net_half n : network_right 2 [1%nat] 1 0 4 sup_cost (1 / 2) n half.
Proof.
  apply half_predicts. destruct n as [| n]; [exact halves_half_right |].
  apply (right_near _ _ _ _ _ _ _ _ _ (labels 4)); [apply labels_solve_4; lia | reflexivity | apply half_near].
Qed.
Notation net_right := (network_right 2 [1%nat] 1 0 4 sup_cost (1 / 4)).
Notation wrong m := (wrong_from net_right m).
Lemma half_right : net_right 0 half.
Proof. apply half_predicts, right_itself; [lra | exact halves_at_0]. Qed.
Lemma half_wrong n : (1 <= n)%nat -> ~ net_right n half.
Proof.
  intros Hn W. apply half_predicts in W. destruct (one_or_other_4 (1 / 4) n ltac:(lra)) as [[_ H] | [H _]];
    [exact (H W) |].
  apply H, right_itself; [lra | apply labels_solve_4, Hn].
Qed.
Lemma half_wrong_from m : (1 <= m)%nat -> wrong m half.
Proof. intros Hm n Hn. apply half_wrong. lia. Qed.
Lemma half_not_wrong_from_0 : ~ wrong 0 half.
Proof. intros W. exact (W 0%nat (le_n 0) half_right). Qed.

(** ** The tiny print *)

Notation answers := (information 2 1 4).
Lemma label_at k : f 1 (x_point 2 1 k) = label k.
Proof. rewrite f_abstract, x_point_abstract. exact (@AnyLevel.label_x R_archimedean 2 1 k Rlt_0_1). Qed.
Lemma print_is n : coordinate 2 1 4 n 3 = step 4 n.
Proof. unfold coordinate, input, training_set. cbn. fold (x_point 2 1 2).
  change (step 4 n * f 1 (x_point 2 1 2) = step 4 n).
  rewrite label_at. change (step 4 n * 1 = step 4 n). ring. Qed.
Lemma print_answer n l : Rabs (Q2R (answers n 3%nat l) - step 4 n) <= (1 / 2) ^ l.
Proof. rewrite <- print_is. apply (admissible_any 2 1 4 n). Qed.
Lemma step_positive n : (1 <= n)%nat -> 0 < step 4 n.
Proof. rewrite step_abstract. exact (@Training.step_positive R_archimedean 4 n). Qed.
Lemma tiny_right n v : (1 <= n)%nat -> 0 < v -> Rabs (v - step 4 n) <= 1 / 4 * v -> net_right n (tiny (/ v)).
Proof.
  intros Hn Hv B. apply (right_near _ _ _ _ _ _ _ _ _ (labels 4)); [apply labels_solve_4, Hn | |].
  - cbn [proj1_sig tiny]. rewrite predictions_on. unfold labels. rewrite !map_length. reflexivity.
  - cbn [proj1_sig tiny]. rewrite predictions_on. apply distance_maps; [lra |]. intros k _. unfold z_point.
    change (2 - 2)%nat with 0%nat. cbn [repeat]. rewrite label_at. pose proof (step_positive n Hn) as S. revert B S.
    generalize (step 4 n). intros s B S. assert (I : 0 < / v) by (apply Rinv_0_lt_compat, Hv).
    assert (E : / v * v = 1) by (apply Rinv_l; lra).
    assert (B' : - (1 / 4 * v) <= v - s <= 1 / 4 * v).
    { split; [pose proof (Rle_abs (- (v - s))) as A; rewrite Rabs_Ropp in A; lra | pose proof (Rle_abs (v - s)); lra]. }
    set (i := / v) in *. clearbody i.
    rewrite second_value by (destruct (label_is k) as [-> | ->]; nra). apply Rabs_le.
    destruct (label_is k) as [-> | ->]; [lra |]. split; nra.
Qed.

Definition seen (l : nat) (v : Q) : bool := if Qlt_le_dec (4 * power (1 # 2) l) v then true else false.
Lemma seen_true l v : seen l v = true <-> 4 * (1 / 2) ^ l < Q2R v.
Proof.
  rewrite <- Q2R_power. replace 4 with (Q2R 4) by (unfold Q2R; simpl; lra). rewrite <- Q2R_mult. unfold seen.
  destruct (Qlt_le_dec _ v) as [L | L].
  - split; [intros _; apply Qlt_Rlt, L | reflexivity].
  - split; [discriminate |]. intros C. apply Qle_Rle in L. lra.
Qed.
Lemma answer_near n l : step 4 n - (1 / 2) ^ l <= Q2R (answers n 3%nat l) <= step 4 n + (1 / 2) ^ l.
Proof.
  pose proof (print_answer n l) as B. set (u := Q2R (answers n 3%nat l) - step 4 n) in *.
  pose proof (Rle_abs u). pose proof (Rle_abs (- u)) as A. rewrite Rabs_Ropp in A. unfold u in *. lra.
Qed.
Lemma unseen_0 l : seen l (answers 0 3%nat l) = false.
Proof.
  apply Bool.not_true_iff_false. intros S. apply seen_true in S. pose proof (answer_near 0 l) as B.
  change (step 4 0) with 0 in B. pose proof (half_positive l). lra.
Qed.
Lemma some_seen n : (1 <= n)%nat -> exists l, seen l (answers n 3%nat l) = true.
Proof.
  intros Hn. pose proof (step_positive n Hn) as P. destruct (small_half (1 / 5 * step 4 n) ltac:(lra)) as [l L].
  exists l. apply seen_true. pose proof (answer_near n l). lra.
Qed.
Definition found (v : Q) : network_of 2 [1%nat] := tiny (/ Q2R v).
Lemma seen_right n l : seen l (answers n 3%nat l) = true -> net_right n (found (answers n 3%nat l)).
Proof.
  intros S. destruct n as [| n]; [rewrite unseen_0 in S; discriminate S |]. apply seen_true in S.
  pose proof (print_answer (Datatypes.S n) l) as B. pose proof (half_positive l). apply tiny_right; [lia | lra | lra].
Qed.

(** ** Algorithms; an outcome chooses one *)

Definition by_outcome {D W M} (A : W -> general_algorithm D W M) : general_algorithm D W M :=
  {| halts := fun w => halts (A w) w;
     halts_once := fun w => halts_once D W M (A w) w;
     halts_alike := fun w => halts_alike D W M (A w) w |}.
Lemma constantly_ends_by {D W M} (x : M) o G (w : W) m : ends_by m (constantly (D := D) x) o G w <-> G x.
Proof.
  split; [intros (z & r & [-> _] & H & _); exact H |]. intros H. exists x, [].
  split; [split; reflexivity | split; [exact H | intros k n []]].
Qed.
Section Searching.
Context {W : Type} (D : oracle -> Prop) (w : W).
(** Who searches; who looks at level l, and says 1/2 if nothing is seen, or whatever is seen. *)
Definition search : general_algorithm D W (network_of 2 [1%nat]) := wary 3 seen (fun _ => Search) half found D.
Definition look (l : nat) : general_algorithm D W (network_of 2 [1%nat]) := wary 3 seen (fun _ => Look l) half found D.
Definition blind (l : nat) : general_algorithm D W (network_of 2 [1%nat]) :=
  wary 3 (fun _ _ => false) (fun _ => Look l) half found D.
Lemma search_right n : (1 <= n)%nat -> ends search (answers n) (net_right n) w.
Proof.
  intros Hn. destruct (some_seen n Hn) as [l S]. apply (Forks.wary_finds _ _ _ _ _ D _ _ w l eq_refl S).
  intros i. apply seen_right.
Qed.
Lemma search_never G : ~ ends search (answers 0) G w.
Proof. apply Forks.wary_never; [reflexivity | exact unseen_0]. Qed.
Lemma search_never_by G m : ~ ends_by m search (answers 0) G w.
Proof. intros H. apply ends_by_ends in H. exact (search_never G H). Qed.
Lemma look_right n l : seen l (answers n 3%nat l) = true -> ends (look l) (answers n) (net_right n) w.
Proof. intros S. apply (Forks.wary_looks _ _ _ _ _ D _ _ w l eq_refl). rewrite S. apply seen_right, S. Qed.
Lemma look_0 l G : ends (look l) (answers 0) G w <-> G half.
Proof. unfold look. rewrite (Forks.wary_looks _ _ _ _ _ D _ G w l eq_refl), unseen_0. reflexivity. Qed.
Lemma look_0_by l G m : ends_by m (look l) (answers 0) G w <-> (l <= m)%nat /\ G half.
Proof. unfold look. rewrite (Forks.wary_looks_by _ _ _ _ _ D _ G w m l eq_refl), unseen_0. reflexivity. Qed.
Lemma blind_says l o G : ends (blind l) o G w <-> G half.
Proof. exact (Forks.wary_looks _ _ _ _ _ D o G w l eq_refl). Qed.
Lemma blind_says_by l o G m : ends_by m (blind l) o G w <-> (l <= m)%nat /\ G half.
Proof. exact (Forks.wary_looks_by _ _ _ _ _ D o G w m l eq_refl). Qed.
End Searching.
Lemma silent_ends {W M} D o (G : M -> Prop) (w : W) : ~ ends (silent D) o G w.
Proof. intros H. apply ask_ends in H. exact H. Qed.
Lemma silent_ends_by {W M} D o (G : M -> Prop) (w : W) m : ~ ends_by m (silent D) o G w.
Proof. intros H. apply ends_by_ends in H. exact (silent_ends D o G w H). Qed.

(** With probability 1/2 the constant, with probability 1/2 who searches. *)
Definition tossed D : general_algorithm D bool (network_of 2 [1%nat]) :=
  by_outcome (fun w : bool => if w then constantly half else search D).
Lemma tossed_right D n : 1 / 2 <= Prob fair (ends (tossed D) (answers n) (net_right n)).
Proof.
  destruct n as [| n].
  - apply coin_heads. apply (constantly_ends (D := D) half (answers 0) (net_right 0) true). exact half_right.
  - replace (1 / 2) with (1 - 1 / 2) at 1 by lra. apply coin_tails. apply (search_right D false (S n)). lia.
Qed.
(** With probability 3/4 the constant; else, of two outcomes that are not told apart, one searches. *)
Definition nearly D : general_algorithm D (bool * bool) (network_of 2 [1%nat]) :=
  by_outcome (fun w : bool * bool => match w with (true, _) => constantly half | (false,
    true) => search D | _ => silent D end).
Lemma nearly_right D n : 3 / 4 <= Prob (doubled unfair) (ends (nearly D) (answers n) (net_right n)).
Proof.
  destruct n as [| n].
  - apply doubled_at_least, coin_heads. apply (constantly_ends (D :=
    D) half (answers 0) (net_right 0) (true, true)). exact half_right.
  - apply Rle_trans with 1; [lra |]. apply (doubled_told unfair all_unfair _ false).
    + apply (search_right D (false, true) (S n)). lia.
    + apply (silent_ends D _ _ (false, false)).
Qed.
Lemma nearly_event_0 D : measurable (doubled unfair) (ends (nearly D) (answers 0) (net_right 0)).
Proof.
  apply (doubled_event unfair all_unfair). intros [|]; [reflexivity |].
  split; intros H; [destruct (search_never D (false, true) _ H) | destruct (silent_ends D _ _ (false, false) H)].
Qed.
Lemma nearly_event_by D m : measurable (doubled unfair) (ends_by m (nearly D) (answers 0) (wrong m)).
Proof.
  apply (doubled_event unfair all_unfair). intros [|]; [reflexivity |].
  split; intros H; [destruct (search_never_by D (false, true) _ m H) | destruct (silent_ends_by D _ _ (false,
    false) m H)].
Qed.
(** Who looks at level l with probability 2^-(l+1) halts on T_0, and on each other input may be right; of two outcomes
    that are not told apart one says 1/2 whatever it sees. *)
Definition once_looked D : general_algorithm D nat (network_of 2 [1%nat]) := by_outcome (look D).
Lemma once_looked_halts D : Prob geometric (ends (once_looked D) (answers 0) (fun _ => True)) = 1.
Proof. apply geometric_all. intros l. apply (look_0 D l l). exact I. Qed.
Lemma once_looked_right D n : (1 <= n)%nat -> 0 < Prob geometric (ends (once_looked D) (answers n) (net_right n)).
Proof.
  intros Hn. destruct (some_seen n Hn) as [l S]. apply (geometric_one _ l). exact (look_right D l n l S).
Qed.
Definition later D : general_algorithm D (nat * bool) (network_of 2 [1%nat]) :=
  by_outcome (fun w : nat * bool => if snd w then look D (fst w) else blind D (fst w)).
Lemma all_geometric A : measurable geometric A. Proof. exact I. Qed.
Lemma later_says D G l b : ends (later D) (answers 0) G (l, b) <-> G half.
Proof. destruct b; [exact (look_0 D (l, true) l G) | exact (blind_says D (l, false) l _ G)]. Qed.
Lemma later_event_0 D G : measurable (doubled geometric) (ends (later D) (answers 0) G).
Proof. apply (doubled_event geometric all_geometric). intros l. rewrite !later_says. reflexivity. Qed.
Lemma later_event_by D m : measurable (doubled geometric) (ends_by m (later D) (answers 0) (wrong m)).
Proof.
  apply (doubled_event geometric all_geometric). intros l.
  transitivity ((l <= m)%nat /\ wrong m half); [exact (look_0_by D (l, true) l _ m) |].
  symmetry. exact (blind_says_by D (l, false) l _ _ m).
Qed.
Lemma later_halts D : Prob (doubled geometric) (ends (later D) (answers 0) (fun _ => True)) = 1.
Proof.
  rewrite doubled_known; [apply geometric_all | ]; intros l; rewrite !later_says; [exact I | reflexivity].
Qed.
Lemma later_right D n : (1 <= n)%nat -> 1 <= Prob (doubled geometric) (ends (later D) (answers n) (net_right n)).
Proof.
  intros Hn. destruct (some_seen n Hn) as [l S]. apply (doubled_told geometric all_geometric _ l).
  - exact (look_right D (l, true) n l S).
  - intros H. apply (blind_says D (l, false) l (answers n) (net_right n)) in H. exact (half_wrong n Hn H).
Qed.

(** ** Probabilities where there is one outcome *)

Lemma says_true {D M} (x : M) o (G : M -> Prop) : G x -> 1 <= Prob RealVacuity.sure (ends (constantly (D := D) x) o G).
Proof. intros H. apply sure_at_least, constantly_ends, H. Qed.
Lemma says_halts {D M} (x : M) o : Prob RealVacuity.sure (ends (constantly (D := D) x) o (fun _ => True)) = 1.
Proof. apply sure_is_1, constantly_ends. exact I. Qed.
Lemma nothing_claimed A : 0 <= Prob RealVacuity.sure A. Proof. apply RealVacuity.sure_range. Qed.
Lemma less_claimed A : -1 <= Prob RealVacuity.sure A. Proof. pose proof (RealVacuity.sure_range A). lra. Qed.
Lemma half_says_0 D n : (1 <= n)%nat -> Prob RealVacuity.sure (ends (constantly (D :=
  D) half) (answers n) (net_right n)) = 0.
Proof.
  intros Hn. apply (RealVacuity.truth_false (ends (constantly (D := D) half) (answers n) (net_right n) tt)).
  intros H. apply constantly_ends in H. exact (half_wrong n Hn H).
Qed.
Lemma half_says D : 1 <= Prob RealVacuity.sure (ends (constantly (D := D) half) (answers 0) (net_right 0)).
Proof. apply says_true, half_right. Qed.
Lemma search_says D n : (1 <= n)%nat -> 1 <= Prob RealVacuity.sure (ends (search D) (answers n) (net_right n)).
Proof. intros Hn. apply sure_at_least, search_right, Hn. Qed.
Lemma search_halts_1 D : Prob RealVacuity.sure (ends (search D) (answers 1) (fun _ => True)) = 1.
Proof.
  apply sure_is_1. apply (ends_weaken _ _ (net_right 1)); [auto | apply search_right, le_n].
Qed.
Lemma search_halts_0 D : Prob RealVacuity.sure (ends (search D) (answers 0) (fun _ => True)) = 0.
Proof. apply (RealVacuity.truth_false (ends (search D) (answers 0) (fun _ => True) tt)). apply search_never. Qed.
Definition print_1 : network_of 2 [1%nat] := tiny (/ step 4 1).
Lemma print_1_right : net_right 1 print_1.
Proof.
  pose proof (step_positive 1 (le_n 1)). apply tiny_right; [lia | assumption |].
    rewrite Rminus_diag_eq, Rabs_R0 by reflexivity. lra.
Qed.
Lemma print_1_says D : 1 <= Prob RealVacuity.sure (ends (constantly (D := D) print_1) (answers 1) (net_right 1)).
Proof. apply says_true, print_1_right. Qed.

(** ** B5 refuted *)

(** What an instance has to meet; [tac] knows what is said of its algorithm. *)
Ltac net_met tac :=
  lazymatch goal with
  | |- cost_function_within _ _ _ _ => exact (sup_within _)
  | |- forall _ : nat, measurable _ _ => first [intro; exact I | tac ()]
  | |- exists _ : nat, measurable _ _ => exists 0%nat; first [exact I | tac ()]
  | |- measurable _ _ => first [exact I | tac ()]
  | |- context [Prob _ _] => tac ()
  | |- _ \/ _ => tac ()
  | |- _ => solve [numbers]
  end.
(** [h]: the probability of success is at least this for all n, or for all n >= 1, or for n = 0. *)
Ltac likely h :=
  first [ exact h | exact (fun n _ => h n) | exact (ex_intro _ 0%nat h) | exact (ex_intro _ 0%nat (h 0%nat))
        | let n := fresh in let l := fresh in intros n l; subst n; exact h
        | exists 0%nat; let l := fresh in intros l; exfalso; lia ].
Ltac instance m d N a r C := specialize (m d N a 0 0 r C); once (met_by ltac:(fun _ => net_met ltac:(fun _ => fail)) m).
Ltac algorithm m P alpha A tac := specialize (m P alpha A); once (met_by ltac:(fun _ => net_met tac) m).
Ltac everywhere_right go :=
  let one := constr:([1%nat]) in
  first
    [ go 2%nat one 1 4%nat sup_cost (1 / 2) half net_half
    | go 1%nat one 1 4%nat sup_cost 0 half_1 net_on_one_input
    | go 2%nat one 0 4%nat sup_cost 0 half net_at_one_point
    | go 2%nat one 1 0%nat sup_cost 0 half net_about_nothing
    | go 2%nat [3%nat] 1 5%nat sup_cost 0 net_5 net_about_5
    | go 2%nat one 1 4%nat no_cost 0 half net_for_no_cost ].
Notation outputs W d N a r := (general_algorithm (about d a r) W (network_of d N)).

Ltac refute_RealTraining_B5_real_half m :=
  let on d N a r C P alpha A b tac :=
    (instance m d N a r C; algorithm m P alpha A tac; specialize (m b); once (met_by ltac:(fun _ => net_met tac) m);
      Lra.lra) in
  let D := constr:(about 2%nat 1 4%nat) in
  let at_ P A b tac := (on 2%nat [1%nat] 1 4%nat sup_cost P (1 / 4) A b tac) in
  let everywhere d N a r C alpha x h :=
    (let A := constr:(constantly x : outputs unit d N a r) in
     let l := constr:(fun n : nat => says_true (D := about d a r) x (information d a r n) _ (h n)) in
     on d N a r C RealVacuity.sure alpha A 1 ltac:(fun _ => likely l)) in
  first
    [ let l := constr:(tossed_right D) in at_ fair (tossed D) (1 / 2) ltac:(fun _ => likely l)
    | let A := constr:(constantly half : outputs unit 2%nat [1%nat] 1 4%nat) in
      let l := constr:(half_says D) in at_ RealVacuity.sure A 1 ltac:(fun _ => likely l)
    | let A := constr:(constantly half : outputs unit 2%nat [1%nat] 1 4%nat) in
      at_ RealVacuity.sure A 0 ltac:(fun _ => first [intros; apply nothing_claimed | exists 0%nat; intros;
        apply nothing_claimed])
    | everywhere_right everywhere
    | let l := constr:(nearly_right D) in
      at_ (doubled unfair) (nearly D) (3 / 4) ltac:(fun _ =>
        first [likely l | apply nearly_event_0 | intro; apply nearly_event_by | apply nearly_event_by]) ].

(** [hh]: the probability of halting, as it is. *)
Lemma not_one (p : R) : p = 0 -> p <> 1. Proof. intros -> E. lra. Qed.
Ltac is_halting hh := first [exact hh | exact (not_one _ hh)].
Ltac claimed := first [intros; first [apply nothing_claimed | apply less_claimed] | exists 0%nat; intros;
  first [apply nothing_claimed | apply less_claimed]].
Ltac refute_RealTraining_B5_real_zero m :=
  let on d N a r C P alpha A b tac :=
    (instance m d N a r C; algorithm m P alpha A tac; specialize (m b); once (met_by ltac:(fun _ => net_met tac) m);
      Lra.lra) in
  let D := constr:(about 2%nat 1 4%nat) in
  let at_ P A b tac := (on 2%nat [1%nat] 1 4%nat sup_cost P (1 / 4) A b tac) in
  let everywhere d N a r C alpha x h :=
    (let A := constr:(constantly x : outputs unit d N a r) in
     let l := constr:(fun n : nat => says_true (D := about d a r) x (information d a r n) _ (h n)) in
     let hh := constr:(says_halts (D := about d a r) x (information d a r 0)) in
     on d N a r C RealVacuity.sure alpha A 1 ltac:(fun _ => first [is_halting hh | likely l])) in
  let halves := constr:(constantly half : outputs unit 2%nat [1%nat] 1 4%nat) in
  let print := constr:(constantly print_1 : outputs unit 2%nat [1%nat] 1 4%nat) in
  let hh := constr:(says_halts (D := D) half (answers 0)) in
  first
    [ at_ RealVacuity.sure halves 0 ltac:(fun _ => first [is_halting hh | claimed])
    | at_ RealVacuity.sure halves (-1) ltac:(fun _ => first [is_halting hh | claimed])
    | let l := constr:(search_says D) in let h0 := constr:(search_halts_0 D) in let h1 := constr:(search_halts_1 D) in
      at_ RealVacuity.sure (@search unit D) 1 ltac:(fun _ => first [is_halting h0 | is_halting h1 | likely l])
    | let l := constr:(print_1_says D) in let h := constr:(says_halts (D := D) print_1 (answers 0)) in
      at_ RealVacuity.sure print 1 ltac:(fun _ => first [is_halting h | likely l])
    | everywhere_right everywhere
    | let l := constr:(half_says D) in
      at_ RealVacuity.sure halves 1 ltac:(fun _ => first [is_halting hh | likely l])
    | let l := constr:(later_right D) in let h := constr:(later_halts D) in
      at_ (doubled geometric) (later D) 1 ltac:(fun _ =>
        first [is_halting h | likely l | apply later_event_0 | intro; apply later_event_by | apply later_event_by]) ].

Lemma too_much (p q b h e : R) : p <= q - h + e -> b <= p -> h = 1 -> q - 1 + e < b -> False.
Proof. intros. lra. Qed.
Lemma more_than_0 (p h : R) : p <= 1 - h + 0 -> 0 < p -> h = 1 -> False.
Proof. intros. lra. Qed.
Lemma not_equal (p q h e : R) : p = q - h + e -> p = 0 -> h = 1 -> q - 1 + e <> 0 -> False.
Proof. intros. lra. Qed.
Ltac refute_RealTraining_B5_real_failure m :=
  let n0 := fresh "n0" in
  let on d N a r C P alpha A e tac :=
    (instance m d N a r C; algorithm m P alpha A tac; specialize (m e); once (met_by ltac:(fun _ => net_met tac) m)) in
  let D := constr:(about 2%nat 1 4%nat) in
  let at_ P A e tac := (on 2%nat [1%nat] 1 4%nat sup_cost P (1 / 4) A e tac) in
  let everywhere d N a r C alpha x h :=
    (let A := constr:(constantly x : outputs unit d N a r) in
     on d N a r C RealVacuity.sure alpha A (1 / 2) ltac:(fun _ => fail);
     destruct m as [n0 m]; specialize (m (S n0) ltac:(lia));
     refine (too_much _ _ 1 _ _ m (says_true x _ _ (h (S n0))) (says_halts x _) _); Lra.lra) in
  let halves := constr:(constantly half : outputs unit 2%nat [1%nat] 1 4%nat) in
  first
    [ at_ RealVacuity.sure halves (1 / 2) ltac:(fun _ => fail); destruct m as [n0 m]; specialize (m (S n0) ltac:(lia));
      first [ refine (not_equal _ _ _ _ m (half_says_0 D (S n0) ltac:(lia)) (says_halts half _) _); Lra.lra
            | refine (too_much _ _ 0 _ _ m (nothing_claimed _) (says_halts half _) _); Lra.lra ]
    | at_ RealVacuity.sure halves (1 / 2) ltac:(fun _ => fail);
      first [ specialize (m 0%nat 0%nat (le_n 0)) | destruct m as [n0 m]; specialize (m 0%nat)];
      refine (too_much _ _ 1 _ _ m (half_says D) (says_halts half _) _); Lra.lra
    | at_ RealVacuity.sure halves (-1) ltac:(fun _ => fail); destruct m as [n0 m]; specialize (m (S n0) ltac:(lia));
      refine (too_much _ _ 0 _ _ m (nothing_claimed _) (says_halts half _) _); Lra.lra
    | at_ RealVacuity.sure (@search unit D) (1 / 2) ltac:(fun _ => fail); destruct m as [n0 m];
      specialize (m (S n0) ltac:(lia));
      refine (too_much _ _ 1 _ _ m (search_says D (S n0) ltac:(lia)) (search_halts_1 D) _); Lra.lra
    | everywhere_right everywhere
    | at_ geometric (once_looked D) 0 ltac:(fun _ => fail); destruct m as [n0 m]; specialize (m (S n0) ltac:(lia));
      exact (more_than_0 _ _ m (once_looked_right D (S n0) ltac:(lia)) (once_looked_halts D))
    | at_ (doubled geometric) (later D) (1 / 2) ltac:(fun _ =>
        first [apply later_event_0 | intro; apply later_event_by | apply later_event_by]);
      destruct m as [n0 m]; specialize (m (S n0) ltac:(lia));
      refine (too_much _ _ 1 _ _ m (later_right D (S n0) ltac:(lia)) (later_halts D) _); Lra.lra ].

(** ** What holds: for all a > 0, whatever is added to the least cost, if success and halting are events *)

Section Any.
Variables (d : nat) (N : list nat) (a close epshat : R) (r : nat) (C : cost).
Hypothesis a_positive : 0 < a.
Hypothesis r_large : (Networks.P N + 2 <= r)%nat.
Hypothesis C_cost : cost_function_within r close epshat C.
Hypothesis d_large : (2 <= d)%nat.
Variables (P : real_probability_space) (alpha : R).
Hypothesis alpha_small : alpha < 1 / 2 - close.
Notation correct := (network_right d N a epshat r C alpha).
Notation information := (information d a r).
Let occurs := occur d a r.
Let alike := real_jump_alike (coordinate d a r).

Lemma wrong_in_the_end phi : exists m, wrong_from correct m phi.
Proof.
  assert (L : @flt R_field alpha (@Training.kappa R_archimedean close)).
  { change (alpha < @of_Q R_field (1 # 2) - close). rewrite half_is. exact alpha_small. }
  destruct (@Forks.wrong_in_the_end R_archimedean d N a close epshat r C d_large a_positive r_large
    (proj1 (cost_within_abstract r close epshat C) C_cost) alpha L phi) as [m W].
  exists m. intros n Hn V. apply (W n Hn). unfold network_right in V.
  rewrite right_abstract, predictions_abstract, input_abstract in V. exact V.
Qed.

Section Networks.
Variable A : general_algorithm (about d a r) (sample P) (network_of d N).
Hypothesis success_measurable : forall n, measurable P (ends A (information n) (correct n)).
Lemma failure_any e : measurable P (ends A (information 0) (fun _ => True)) -> 0 < e ->
  exists n0, forall n, (n0 <= n)%nat ->
    Prob P (ends A (information n) (correct n)) < 1 - Prob P (ends A (information 0) (fun _ => True)) + e.
Proof.
  intros H. apply (failing_in_the_end P _ _ information correct (fun _ => True) occurs alike A success_measurable H).
  intros x _. apply wrong_in_the_end.
Qed.
Lemma failure_at_most e : measurable P (ends A (information 0) (fun _ => True)) -> 0 < e ->
  exists n0, forall n, (n0 <= n)%nat ->
    Prob P (ends A (information n) (correct n)) <= 1 - Prob P (ends A (information 0) (fun _ => True)) + e.
Proof. intros H He. destruct (failure_any e H He) as [n0 F]. exists n0. intros n Hn. apply Rlt_le, F, Hn. Qed.
Lemma half_any b : (forall n, b <= Prob P (ends A (information n) (correct n))) -> b <= 1 / 2.
Proof.
  intros B. apply Rnot_lt_le. intros H.
  destruct (failing_in_the_end P _ _ information correct (correct 0%nat) occurs alike A success_measurable
    (success_measurable 0%nat) (2 * b - 1) (fun x _ => wrong_in_the_end x)) as [n0 F]; [lra |].
  specialize (F n0 (le_n n0)). pose proof (B n0). pose proof (B 0%nat). lra.
Qed.
Lemma zero_from k b : measurable P (ends A (information 0) (fun _ => True)) ->
  Prob P (ends A (information 0) (fun _ => True)) = 1 ->
  (forall n, (k <= n)%nat -> b <= Prob P (ends A (information n) (correct n))) -> b <= 0.
Proof.
  intros M H B. apply Rnot_lt_le. intros L. destruct (failure_any b M L) as [n0 F].
  specialize (F (Nat.max k n0) ltac:(lia)). specialize (B (Nat.max k n0) ltac:(lia)). lra.
Qed.
End Networks.

Lemma flags_any (t : general_algorithm (about d a r) unit (network_of d N))
    (E : general_algorithm (about d a r) (sample P) bool) b :
  let flag n := general_flag t (information n) (correct n) in
  (forall n, measurable P (ends E (information n) (flag n))) ->
  flag 0%nat true \/ infinitely_often (fun n => flag n true) ->
  (forall n, b <= Prob P (ends E (information n) (flag n))) -> b <= 1 / 2.
Proof.
  intros flag Me H B. apply Rnot_lt_le. intros L.
  assert (Later : flag 0%nat true -> exists m, forall n, (m <= n)%nat -> ~ flag n true).
  { intros (x & read & X & _). destruct (wrong_in_the_end x) as [m1 W]. destruct (some_level read) as [m2 Lv].
    exists (S (Nat.max m1 m2)). intros n Hn (y & read' & Y & Ry).
    assert (X' : halts t tt (information n) x read) by (apply (same_end m2 t (information 0)); auto; apply alike; lia).
    rewrite (halts_once _ _ _ t tt _ y x read' read (occurs n) Y X') in Ry. exact (W n ltac:(lia) Ry). }
  destruct H as [H | H].
  - destruct (Later H) as [m W].
    destruct (failing_in_the_end P _ _ information flag (flag 0%nat) occurs alike E Me (Me 0%nat) (2 * b - 1)) as [n0
      F];
      [| lra |].
    + intros s S. exists m. intros n Hn Y. destruct s; [exact (W n Hn Y) | exact (S H)].
    + specialize (F n0 (le_n n0)). pose proof (B n0). pose proof (B 0%nat). lra.
  - destruct (failing_often P _ _ information flag (flag 0%nat) occurs alike E Me (Me 0%nat) (fun n => flag n true)
      (2 * b - 1) 0) as (n & _ & _ & F); [| exact H | lra |].
    + intros s n S Y X. destruct s; [| exact (X Y)]. destruct (Later S) as [m W]. destruct (H m) as (k & Hk & K).
      exact (W k Hk K).
    + pose proof (B n). pose proof (B 0%nat). lra.
Qed.
End Any.
Ltac prove_RealTraining_B5_real_half :=
  first
    [ intros; exists 0; intros; lra
    | intros; exists RealVacuity.sure, 0, (silent _); intros; eapply B5_real_half; eassumption
    | intros d N a close epshat r C; intros; eapply (half_any d N a close epshat r C); asked ].
Ltac prove_RealTraining_B5_real_failure :=
  first
    [ intros; exists 0; intros; exfalso; lra
    | intros; exists RealVacuity.sure, 0, (silent _); intros; eapply B5_real_failure; eassumption
    | intros d N a close epshat r C; intros; eapply (failure_at_most d N a close epshat r C); asked
    | intros d N a close epshat r C; intros; eapply (failure_any d N a close epshat r C); asked ].
Lemma at_most_one (P : real_probability_space) A : measurable P A -> Prob P A <> 2.
Proof. intros M E. pose proof (Prob_at_most_1 P A M). lra. Qed.
Ltac prove_RealTraining_B5_real_zero :=
  first
    [ intros; exists 0; intros; lra
    | intros; exists RealVacuity.sure, 0, (silent _); intros; eapply B5_real_zero; eassumption
    | intros; exfalso; eapply at_most_one; eassumption
    | intros d N a close epshat r C; intros; eapply (zero_from d N a close epshat r C) with (k := 1%nat); asked
    | intros d N a close epshat r C; intros; eapply (zero_from d N a close epshat r C) with (k := 2%nat); asked ].
Ltac prove_RealTraining_X1_real_networks :=
  first
    [ intros; exists RealVacuity.sure, 0, (silent _), (silent _), 0; cbv zeta; intros; lra
    | intros d N a close epshat r C; intros; eapply (flags_any d N a close epshat r C); asked ].

(** ** X1: a checker of 1/2, or of what is said on T_{delta_1} alone *)

Notation checkers := (general_algorithm (about 2%nat 1 4%nat)).
Definition at_first (v : Q) : bool := if Qlt_le_dec (1 # 1520) v then true else false.
Lemma at_first_true v : at_first v = true <-> 1 / 1520 < Q2R v.
Proof.
  replace (1 / 1520) with (Q2R (1 # 1520)) by (unfold Q2R; simpl; lra). unfold at_first.
  destruct (Qlt_le_dec _ v) as [L | L].
  - split; [intros _; apply Qlt_Rlt, L | reflexivity].
  - split; [discriminate |]. intros C. apply Qle_Rle in L. lra.
Qed.
Lemma eps_4 : eps 4 = 1 / 190. Proof. unfold eps. simpl. field. Qed.
Lemma later_small n : n <> 1%nat -> step 4 n <= 1 / 3040.
Proof.
  intros N. destruct n as [| [| n]]; [simpl; lra | congruence |]. unfold step. rewrite eps_4.
  assert ((1 / 4) ^ S (S n) <= 1 / 16); [| lra].
  assert (0 < (1 / 4) ^ n <= 1); [| simpl; lra]. split; [apply pow_lt; lra |].
  apply Rle_trans with (1 ^ n); [apply pow_incr; lra | rewrite pow1; lra].
Qed.
Lemma at_first_1 : at_first (answers 1 3%nat 13%nat) = true.
Proof.
  apply at_first_true. pose proof (answer_near 1 13) as B. unfold step in B. rewrite eps_4 in B.
  assert (E : (1 / 2) ^ 13 = 1 / 8192) by (simpl; lra). rewrite E in B. simpl pow in B. lra.
Qed.
Lemma at_first_other n : n <> 1%nat -> at_first (answers n 3%nat 13%nat) = false.
Proof.
  intros N. apply Bool.not_true_iff_false. intros S. apply at_first_true in S. pose proof (answer_near n 13) as B.
  pose proof (later_small n N). assert (E : (1 / 2) ^ 13 = 1 / 8192) by (simpl; lra).
  rewrite E in B. lra.
Qed.
Section First.
Context {D : oracle -> Prop} {W M : Type} (y : option M) (A : general_algorithm D W M) (G : M -> Prop) (w : W).
Notation first_read := (unless 3 13 at_first y A).
Lemma on_1 : ends first_read (answers 1) G w <-> hits G y.
Proof. apply Forks.unless_so, at_first_1. Qed.
Lemma off_1 n : n <> 1%nat -> ends first_read (answers n) G w <-> ends A (answers n) G w.
Proof. intros N. apply Forks.unless_not, at_first_other, N. Qed.
End First.

Notation flag t n := (general_flag t (answers n) (net_right n)).
Notation half_always := (constantly half : checkers unit (network_of 2 [1%nat])).
Definition first_only : checkers unit (network_of 2 [1%nat]) := unless 3 13 at_first (Some print_1) (silent _).
Definition first_checker : checkers unit bool := unless 3 13 at_first (Some true) (constantly false).
Lemma half_raised : flag half_always 0%nat true. Proof. apply constantly_ends, half_right. Qed.
Lemma half_not_raised n : (1 <= n)%nat -> flag half_always n false.
Proof. intros Hn H. apply constantly_ends in H. exact (half_wrong n Hn H). Qed.
Lemma first_raised : flag first_only 1%nat true. Proof. apply on_1. exact print_1_right. Qed.
Lemma first_not_raised n : n <> 1%nat -> flag first_only n false.
Proof. intros N H. apply (off_1 (Some print_1) (silent _) _ _ n N) in H. exact (silent_ends _ _ _ _ H). Qed.
Lemma first_checked n : 1 <= Prob RealVacuity.sure (ends first_checker (answers n) (flag first_only n)).
Proof.
  apply sure_at_least. destruct (Nat.eq_dec n 1) as [-> | N]; [apply on_1; exact first_raised |].
  apply (off_1 (Some true) (constantly false) _ _ n N), constantly_ends, first_not_raised, N.
Qed.
(** A coin says that 1/2 is right, or that it is not; or so do, with probability 1/4, of two outcomes one. *)
Definition guesses : checkers bool bool := ask 0 (fun w _ => Some w) _.
Definition guesses_apart : checkers (bool * bool) bool :=
  ask 0 (fun w _ => match w with (true, _) => Some true | (false, true) => Some false | _ => None end) _.
Lemma guesses_right n : 1 / 2 <= Prob fair (ends guesses (answers n) (flag half_always n)).
Proof.
  destruct n as [| n].
  - apply coin_heads, ask_ends. exact half_raised.
  - replace (1 / 2) with (1 - 1 / 2) at 1 by lra. apply coin_tails, ask_ends. apply (half_not_raised (S n)). lia.
Qed.
Lemma guesses_apart_right n : 3 / 4 <= Prob (doubled unfair) (ends guesses_apart (answers n) (flag half_always n)).
Proof.
  destruct n as [| n].
  - apply doubled_at_least, coin_heads, ask_ends. exact half_raised.
  - apply Rle_trans with 1; [lra |]. apply (doubled_told unfair all_unfair _ false).
    + apply ask_ends. apply (half_not_raised (S n)). lia.
    + intros H. apply ask_ends in H. exact H.
Qed.
Lemma guesses_event_0 : measurable (doubled unfair) (ends guesses_apart (answers 0) (flag half_always 0%nat)).
Proof.
  apply (doubled_event unfair all_unfair). unfold guesses_apart. intros [|]; rewrite !ask_ends; cbn [hits]; [tauto |].
  split; [intros H; exact (H half_raised) | tauto].
Qed.
Lemma guesses_event_by m : measurable (doubled unfair) (ends_by m guesses_apart (answers 0) (flag half_always 0%nat)).
Proof.
  apply (doubled_event unfair all_unfair). unfold guesses_apart. intros [|]; rewrite !ask_ends_by by lia; cbn [hits];
    [tauto |].
  split; [intros H; exact (H half_raised) | tauto].
Qed.
Lemma checked {D D' M} (t : general_algorithm D' unit M) s o o' G : general_flag t o' G s ->
  1 <= Prob RealVacuity.sure (ends (constantly (D := D) s) o (general_flag t o' G)).
Proof. apply says_true. Qed.
Notation silent_net := (silent _ : checkers unit (network_of 2 [1%nat])).
Lemma silent_flag n : flag silent_net n false. Proof. apply silent_ends. Qed.
Lemma always_raised {D M} (x : M) o (G : M -> Prop) : G x -> general_flag (constantly (D := D) x) o G true.
Proof. apply constantly_ends. Qed.

(** [f]: a flag is this, for all n, or for one. *)
Ltac raised f :=
  lazymatch goal with
  | |- _ \/ _ => first [left; first [exact f | exact (f 0%nat)] | right; let n := fresh in intros n; exists n; split;
    [lia | exact (f n)]]
  end.
Ltac refute_RealTraining_X1_real_networks m :=
  let on d N a r C P alpha t E b tac :=
    (instance m d N a r C; specialize (m P alpha t E b); cbv zeta in m; once (met_by ltac:(fun _ => net_met tac) m);
      Lra.lra) in
  let at_ P t E b tac := (on 2%nat [1%nat] 1 4%nat sup_cost P (1 / 4) t E b tac) in
  let everywhere d N a r C alpha x h :=
    (let t := constr:(constantly x : outputs unit d N a r) in
     let E := constr:(constantly true : general_algorithm (about d a r) unit bool) in
     let f := constr:(fun n : nat => always_raised (D := about d a r) x (information d a r n) _ (h n)) in
     let l := constr:(fun n : nat => checked (D := about d a r) t true (information d a r n) (information d a r n) _ (f
       n)) in
     on d N a r C RealVacuity.sure alpha t E 1 ltac:(fun _ => first [raised f | likely l])) in
  let half_t := constr:(half_always) in
  let yes := constr:(constantly true : checkers unit bool) in
  let no := constr:(constantly false : checkers unit bool) in
  first
    [ at_ fair half_t guesses (1 / 2) ltac:(fun _ => first [raised half_raised | likely guesses_right])
    | at_ RealVacuity.sure half_t yes 0 ltac:(fun _ => first [raised half_raised | claimed])
    | let l := constr:(checked (D := about 2%nat 1 4%nat) half_t true (answers 0) (answers 0) (net_right 0)
      half_raised) in
      at_ RealVacuity.sure half_t yes 1 ltac:(fun _ => first [raised half_raised | likely l])
    | let t := constr:(silent_net) in
      let l := constr:(fun n => checked (D := about 2%nat 1 4%nat) t false (answers n) (answers n) (net_right n)
        (silent_flag n)) in
      at_ RealVacuity.sure t no 1 ltac:(fun _ => first [raised silent_flag | likely l])
    | at_ RealVacuity.sure first_only first_checker 1 ltac:(fun _ => first [raised first_raised | likely first_checked])
    | everywhere_right everywhere
    | at_ (doubled unfair) half_t guesses_apart (3 / 4) ltac:(fun _ =>
        first [raised half_raised | likely guesses_apart_right | apply guesses_event_0 | intro; apply guesses_event_by
              | apply guesses_event_by]) ].
