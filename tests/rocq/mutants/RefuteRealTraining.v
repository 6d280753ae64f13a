(** * Mutants of B2-B4 over the real numbers

    The instances of RefuteTraining.v, in R: d = 2, one neuron, a = 1, four points, the distance as cost, if nothing
    else is said; and networks that need no tiny print, or do not see it.  All sets of outcomes are events in [sure] and
    [coin]; where outcomes are doubled (RealOutcomes.v), the success has to be asked to be one. *)

From Coq Require Import QArith List Lia PeanoNat.
From Coq Require Import Raxioms RIneq Rbasic_fun Rfunctions Lra.
From Barriers Require Import OrderedFields Archimedean RealField ProbabilitySpaces Algorithms.
From Barriers Require Import GeneralAlgorithms TrainingFields.
From Barriers Require Import RealComputation Reals RealTraining.
From Barriers Require Networks Minimisers Training Classification RealVacuity.
From Mutants Require Import Verdicts RefuteFields RealOutcomes.
From Mutants Require AnyLevel AnyLevelMinimisers AnyLevelTraining.
Import ListNotations.
Open Scope R_scope.

(** ** What is known over every Archimedean ordered field, in R *)

Notation NN := Networks.NN.
Lemma half_is : @of_Q R_field (1 # 2) = 1 / 2. Proof. rewrite of_Q_real. unfold Q2R. simpl. lra. Qed.
Lemma quarter_is : @of_Q R_field (1 # 4) = 1 / 4. Proof. rewrite of_Q_real. unfold Q2R. simpl. lra. Qed.

Lemma label_is k : label k = 0 \/ label k = 1. Proof. unfold label. destruct (Nat.even k); auto. Qed.
Lemma predictions_on phi d a n r : predictions phi (input d a r n) = map (fun k => value phi (z_point d a (step r n)
  k)) (seq 1 r).
Proof. unfold predictions, input, training_set. apply map_map. Qed.
Lemma distance_maps (F G : nat -> R) ks q : 0 <= q -> (forall k, In k ks -> Rabs (F k - G k) <= q) ->
  distance (map F ks) (map G ks) <= q.
Proof. rewrite distance_abstract, Rabs_abstract. apply (@Minimisers.distance_maps R_archimedean F G ks q). Qed.
Lemma distance_nonneg x y : 0 <= distance x y.
Proof. rewrite distance_abstract. apply (@Minimisers.distance_nonneg R_archimedean). Qed.
Lemma distance_self x q : 0 <= q -> distance x x <= q.
Proof.
  intros Q. induction x as [| u x IH]; [exact Q |]. cbn [distance]. apply Rmax_lub; [| exact IH].
  rewrite Rminus_diag_eq, Rabs_R0 by reflexivity. exact Q.
Qed.

(** No network is nearer to the labels than 1/2 on T_0; nor on any input, if there is no tiny print to be seen. *)
Lemma far_0 d N phi a r : NN d N phi -> (Networks.P N + 2 <= r)%nat ->
  1 / 2 <= distance (predictions phi (input d a r 0)) (labels r).
Proof.
  rewrite predictions_abstract, distance_abstract, input_abstract, <- half_is. unfold labels.
  exact (@AnyLevelTraining.far_always R_archimedean d N phi a r).
Qed.
Lemma no_print d N phi a r n : NN d N phi -> a <= 0 \/ d = 1%nat ->
  predictions phi (input d a r n) = predictions phi (input d a r 0).
Proof.
  rewrite predictions_abstract, !input_abstract. intros H A. apply same_equal.
  exact (@AnyLevelTraining.no_print R_archimedean d N phi a (@Training.step R_archimedean r n) r H A).
Qed.
Lemma sup_within r : cost_function_within r 0 0 sup_cost.
Proof. apply cost_within_abstract. rewrite sup_cost_abstract. apply (@Minimisers.sup_cost_within R_archimedean). Qed.
Lemma labels_solve d N a close epshat r C n : (2 <= d)%nat -> N <> [] -> Forall (le 1) N -> 1 / 2 <= a <= 1 ->
  cost_function_within r close epshat C -> 0 <= epshat -> (1 <= n)%nat -> Xi d N a epshat r C n (labels r).
Proof.
  intros Hd N1 N2 A HC E Hn. apply Xi_abstract. apply cost_within_abstract in HC.
  apply (@Training.Xi_labels R_archimedean d N a close epshat r C Hd A HC N1 N2 n E Hn).
Qed.
Lemma right_itself d N a e r C alpha n v : 0 <= alpha -> Xi d N a e r C n v -> right d N a e r C alpha n v.
Proof.
  intros A V q Q. exists v. split; [exact V |]. split; [reflexivity |]. apply distance_self. lra.
Qed.
Lemma right_near d N a e r C alpha n v w : Xi d N a e r C n w -> length v = length w -> distance v w <= alpha ->
  right d N a e r C alpha n v.
Proof. intros V L B q Q. exists w. split; [exact V |]. split; [exact L | lra]. Qed.

(** Of the labels and a solution on T_0 just one is right. *)
Lemma one_or_other d N a close epshat r C alpha n v0 : 0 < a -> (Networks.P N + 2 <= r)%nat ->
  cost_function_within r close epshat C -> 0 <= epshat -> 0 <= alpha < 1 / 2 - close -> Xi d N a epshat r C 0 v0 ->
  (right d N a epshat r C alpha n (labels r) /\ ~ right d N a epshat r C alpha n v0) \/
  (~ right d N a epshat r C alpha n (labels r) /\ right d N a epshat r C alpha n v0).
Proof.
  intros A Hr HC E L V. apply cost_within_abstract in HC. apply Xi_abstract in V. rewrite !right_abstract.
  apply (@AnyLevelTraining.far_any_n R_archimedean d N a close epshat r C A Hr HC alpha n v0 E); [| exact V].
  unfold Training.kappa. change (0 <= alpha < @of_Q R_field (1 # 2) - close). rewrite half_is. exact L.
Qed.
Lemma some_widths d N a e r C alpha n v : right d N a e r C alpha n v -> (1 <= d)%nat /\ N <> [] /\ Forall (le 1) N.
Proof. intros H. destruct (H 1 ltac:(lra)) as (w & (phi & (H1 & H2 & H3 & _) & _) & _). auto. Qed.

(** ** Networks: a constant, and a multiple of the second coordinate *)

Notation neuron := (@Networks.Build_neuron R_field).
Definition constant (d : nat) (b : R) : network := @Networks.Build_network R_field [[neuron (repeat 0 d) 0]] (neuron
  [0] b).
Lemma constant_is d b : (1 <= d)%nat -> NN d [1%nat] (constant d b).
Proof.
  intros Hd. split; [exact Hd |]. split; [discriminate |]. split; [repeat constructor |]. split; [reflexivity |].
  split; [| reflexivity]. constructor; [apply repeat_length | constructor].
Qed.
Lemma constant_value d b x : value (constant d b) x = b.
Proof. unfold value. simpl. ring. Qed.
Definition all (r : nat) (b : R) : list R := map (fun _ => b) (seq 1 r).
Lemma constant_predicts d a r n b : predictions (constant d b) (input d a r n) = all r b.
Proof. rewrite predictions_on. apply map_ext. intros k. apply constant_value. Qed.
Definition halves : list R := all 4 (1 / 2).
Lemma half_near r : distance (all r (1 / 2)) (labels r) <= 1 / 2.
Proof.
  apply distance_maps; [lra |]. intros k _. apply Rabs_le. destruct (label_is k) as [-> | ->]; lra.
Qed.
Definition second (w : R) : network := @Networks.Build_network R_field [[neuron [0; w] 0]] (neuron [1] 0).
Lemma second_is w : NN 2 [1%nat] (second w).
Proof. repeat split; repeat constructor. discriminate. Qed.
Lemma second_value w x s : 0 <= w * s -> value (second w) [x; s] = w * s.
Proof. intros H. unfold value, relu. simpl. rewrite Rmax_right by lra. ring. Qed.

(** ** Solutions *)

(** 1/2 is a solution where no network is better. *)
Lemma best_half d a e n : (1 <= d)%nat -> (forall psi, NN d [1%nat] psi ->
    1 / 2 <= e + distance (predictions psi (input d a 4 n)) (labels 4)) -> Xi d [1%nat] a e 4 sup_cost n halves.
Proof.
  intros Hd Far. exists (constant d (1 / 2)). split; [apply constant_is, Hd |]. split; [symmetry;
    apply constant_predicts |].
  intros psi q H B. unfold sup_cost in *. rewrite constant_predicts. pose proof (half_near 4). specialize (Far psi H).
  unfold halves in *. lra.
Qed.
Lemma halves_at_0 : Xi 2 [1%nat] 1 0 4 sup_cost 0 halves.
Proof.
  apply best_half; [lia |]. intros psi H. rewrite Rplus_0_l. apply (far_0 2 [1%nat]); [exact H | simpl; lia].
Qed.
Lemma halves_on_one_input n : Xi 1 [1%nat] 1 0 4 sup_cost n halves.
Proof.
  apply best_half; [lia |]. intros psi H. rewrite Rplus_0_l, (no_print 1 [1%nat]) by auto.
  apply (far_0 1 [1%nat]); [exact H | simpl; lia].
Qed.
Lemma halves_at_one_point n : Xi 2 [1%nat] 0 0 4 sup_cost n halves.
Proof.
  apply best_half; [lia |]. intros psi H. rewrite Rplus_0_l, (no_print 2 [1%nat]) by (assumption || (left; lra)).
  apply (far_0 2 [1%nat]); [exact H | simpl; lia].
Qed.
Lemma halves_if_1_more n : Xi 2 [1%nat] 1 1 4 sup_cost n halves.
Proof.
  apply best_half; [lia |]. intros psi H. pose proof (distance_nonneg (predictions psi (input 2 1 4 n)) (labels 4)).
    lra.
Qed.
(** A cost that does not distinguish. *)
Definition no_cost : cost := fun _ _ _ => True.
Lemma halves_for_no_cost n : Xi 2 [1%nat] 1 0 4 no_cost n halves.
Proof.
  exists (constant 2 (1 / 2)). split; [apply constant_is; lia |]. split; [symmetry; apply constant_predicts |].
  intros; exact I.
Qed.
(** No point at all. *)
Lemma nothing_solves n : Xi 2 [1%nat] 1 0 0 sup_cost n [].
Proof.
  exists (constant 2 0). split; [apply constant_is; lia |]. split;
    [reflexivity |]. intros psi q H B. unfold sup_cost in *.
  simpl in *. lra.
Qed.

(** Three neurons predict the labels of five points, with or without tiny print. *)
Definition exact_5 : network := @Networks.Build_network R_field
  [[neuron [1; 0] (-84972 / 404225)%R; neuron [1; 0] (-3833 / 15105)%R; neuron [-1; 0] (2132 / 6675)%R]]
  (neuron [-925 / 16; 53; -445 / 16] (1396 / 345)%R).
Lemma exact_5_is : NN 2 [3%nat] exact_5.
Proof. repeat split; repeat constructor. discriminate. Qed.
Lemma exact_5_predicts n : predictions exact_5 (input 2 1 5 n) = labels 5.
Proof.
  rewrite predictions_on. unfold labels. cbn [seq map].
  assert (V : forall k s, value exact_5 [1 / (INR k + 3 / 4); s] =
    -925 / 16 * Rmax 0 (1 / (INR k + 3 / 4) - 84972 / 404225) + 53 * Rmax 0 (1 / (INR k + 3 / 4) - 3833 / 15105)
    - 445 / 16 * Rmax 0 (2132 / 6675 - 1 / (INR k + 3 / 4)) + 1396 / 345).
  { intros k s. unfold value, relu. cbn [exact_5 Networks.hidden Networks.output Networks.weights Networks.bias
    fold_left
      map dot]. generalize (1 / (INR k + 3 / 4)). intros x.
    replace (1 * x + (0 * s + 0) + -84972 / 404225) with (x - 84972 / 404225) by lra.
    replace (1 * x + (0 * s + 0) + -3833 / 15105) with (x - 3833 / 15105) by lra.
    replace (-1 * x + (0 * s + 0) + 2132 / 6675) with (2132 / 6675 - x) by lra. lra. }
  unfold z_point. change (2 - 2)%nat with O. cbn [repeat]. rewrite !V.
  replace (1 / (INR 1 + 3 / 4)) with (4 / 7) by (simpl; lra).
  replace (1 / (INR 2 + 3 / 4)) with (4 / 11) by (simpl; lra).
  replace (1 / (INR 3 + 3 / 4)) with (4 / 15) by (simpl; lra).
  replace (1 / (INR 4 + 3 / 4)) with (4 / 19) by (simpl; lra).
  replace (1 / (INR 5 + 3 / 4)) with (4 / 23) by (simpl; lra).
  unfold label. cbn [Nat.even].
  repeat match goal with |- context [Rmax 0 ?x] => first [rewrite (Rmax_right 0 x) by lra | rewrite (Rmax_left 0 x) by
    lra] end.
  repeat (apply (f_equal2 cons); [lra |]). reflexivity.
Qed.
Lemma labels_solve_5 n : Xi 2 [3%nat] 1 0 5 sup_cost n (labels 5).
Proof.
  exists exact_5. split; [exact exact_5_is |]. split; [symmetry; apply exact_5_predicts |]. intros psi q H B.
  rewrite exact_5_predicts. unfold sup_cost in *. apply distance_self.
  pose proof (distance_nonneg (predictions psi (input 2 1 5 n)) (labels 5)). lra.
Qed.

(** ** Vectors that are right on all inputs, or on some *)

Lemma right_on_one_input n : right 1 [1%nat] 1 0 4 sup_cost 0 n halves.
Proof. apply right_itself; [lra | apply halves_on_one_input]. Qed.
Lemma right_at_one_point n : right 2 [1%nat] 0 0 4 sup_cost 0 n halves.
Proof. apply right_itself; [lra | apply halves_at_one_point]. Qed.
Lemma right_if_1_more n : right 2 [1%nat] 1 1 4 sup_cost 0 n halves.
Proof. apply right_itself; [lra | apply halves_if_1_more]. Qed.
Lemma right_for_no_cost n : right 2 [1%nat] 1 0 4 no_cost 0 n halves.
Proof. apply right_itself; [lra | apply halves_for_no_cost]. Qed.
Lemma right_about_nothing n : right 2 [1%nat] 1 0 0 sup_cost 0 n [].
Proof. apply right_itself; [lra | apply nothing_solves]. Qed.
Lemma right_about_5 n : right 2 [3%nat] 1 0 5 sup_cost 0 n (labels 5).
Proof. apply right_itself; [lra | apply labels_solve_5]. Qed.
Lemma right_in_between n : right 2 [1%nat] 1 0 4 sup_cost (1 / 4) n (between 4).
Proof.
  apply (constantly_ends (D := fun _ => True) (between 4) (fun _ _ => 0%Q) _ tt).
  apply (B4_real_constant 2 [1%nat] 1 4); [lia | discriminate | repeat constructor | lra | simpl; lia].
Qed.
Notation right_4 := (right 2 [1%nat] 1 0 4 sup_cost).
Lemma halves_right : right_4 0 0 halves. Proof. apply right_itself; [lra | exact halves_at_0]. Qed.
Lemma labels_solve_4 n : (1 <= n)%nat -> Xi 2 [1%nat] 1 0 4 sup_cost n (labels 4).
Proof.
  intros Hn. apply (labels_solve 2 [1%nat] 1 0 0 4 sup_cost); [lia | discriminate | repeat constructor | lra
    | apply sup_within | lra | exact Hn].
Qed.
Lemma labels_right n : (1 <= n)%nat -> right_4 0 n (labels 4).
Proof. intros Hn. apply right_itself; [lra | apply labels_solve_4, Hn]. Qed.
Lemma one_or_other_4 alpha n : 0 <= alpha < 1 / 2 -> (right_4 alpha n (labels 4) /\ ~ right_4 alpha n halves) \/
  (~ right_4 alpha n (labels 4) /\ right_4 alpha n halves).
Proof.
  intros A. apply (one_or_other 2 [1%nat] 1 0 0 4 sup_cost);
    [lra | simpl; lia | apply sup_within | lra | lra | exact halves_at_0].
Qed.
Lemma halves_wrong n : (1 <= n)%nat -> ~ right_4 0 n halves.
Proof.
  intros Hn. destruct (one_or_other_4 0 n ltac:(lra)) as [[_ H] | [H _]]; [exact H | destruct (H (labels_right n Hn))].
Qed.
Lemma labels_wrong : ~ right_4 0 0 (labels 4).
Proof. destruct (one_or_other_4 0 0 ltac:(lra)) as [[_ H] | [H _]]; [destruct (H halves_right) | exact H]. Qed.

(** ** B2 and B4: who says what is right everywhere, or a coin between the labels and 1/2 *)

Notation about d a r := (given (information d a r) (fun _ => True)).
Lemma says_right {D} (x : list R) o (G : list R -> Prop) : G x -> 1 <= Prob RealVacuity.sure (ends (constantly (D :=
  D) x) o G).
Proof. intros H. apply sure_at_least, constantly_ends, H. Qed.

Lemma possible_half : 0 <= 1 / 2 <= 1. Proof. lra. Qed.
Lemma possible_more : 0 <= 3 / 4 <= 1. Proof. lra. Qed.
Definition fair : real_probability_space := coin (1 / 2) possible_half.
Definition unfair : real_probability_space := coin (3 / 4) possible_more.
Lemma all_fair A : measurable fair A. Proof. exact I. Qed.
Lemma all_unfair A : measurable unfair A. Proof. exact I. Qed.

Definition tosses D : general_algorithm D bool (list R) := ask 0 (fun w _ => Some (if w : bool then halves else labels
  4)) D.
Lemma tosses_right D n : 1 / 2 <= Prob fair (ends (tosses D) (information 2 1 4 n) (right_4 0 n)).
Proof.
  destruct n as [| n].
  - apply coin_heads, ask_ends. exact halves_right.
  - replace (1 / 2) with (1 - 1 / 2) at 1 by lra. apply coin_tails, ask_ends. apply (labels_right (S n)). lia.
Qed.
Lemma nothing_said {D M} (A : general_algorithm D bool M) o G : 0 <= Prob fair (ends A o G).
Proof. apply coin_range. Qed.
Lemma halves_right_0 D : 1 <= Prob RealVacuity.sure (ends (constantly (D :=
  D) halves) (information 2 1 4 0) (right_4 0 0)).
Proof. apply says_right, halves_right. Qed.

(** Heads says 1/2; of the two tails that are not told apart one says the labels. *)
Definition pairs D : general_algorithm D (bool * bool) (list R) :=
  ask 0 (fun w _ => match w with (true, _) => Some halves | (false, true) => Some (labels 4) | _ => None end) D.
Lemma pairs_right D n : 3 / 4 <= Prob (doubled unfair) (ends (pairs D) (information 2 1 4 n) (right_4 0 n)).
Proof.
  destruct n as [| n].
  - apply doubled_at_least, coin_heads, ask_ends. exact halves_right.
  - apply Rle_trans with 1; [lra |]. apply (doubled_told unfair all_unfair _ false).
    + apply ask_ends. apply (labels_right (S n)). lia.
    + intros H. apply ask_ends in H. exact H.
Qed.
Lemma pairs_event_0 D : measurable (doubled unfair) (ends (pairs D) (information 2 1 4 0) (right_4 0 0)).
Proof.
  apply (doubled_event unfair all_unfair). unfold pairs; intros [|]; rewrite !ask_ends; cbn [hits]; [tauto |].
  split; [intros H; exact (labels_wrong H) | tauto].
Qed.
Lemma pairs_event_by D m : measurable (doubled unfair) (ends_by m (pairs D) (information 2 1 4 0) (right_4 0 0)).
Proof.
  apply (doubled_event unfair all_unfair). unfold pairs; intros [|]; rewrite !ask_ends_by by lia; cbn [hits]; [tauto |].
  split; [intros H; exact (labels_wrong H) | tauto].
Qed.

(** What an instance has to meet: [h] is what is right with which probability. *)
Ltac numbers := lazymatch goal with |- (_ <= _)%nat => simpl; lia | |- _ => lra end.
Ltac met_at h :=
  lazymatch goal with
  | |- cost_function_within _ _ _ _ => exact (sup_within _)
  | |- _ <> [] => discriminate
  | |- Forall _ _ => solve [repeat (constructor; try lia)]
  | |- forall _ : nat, measurable _ _ => first [intro; exact I | intro; apply pairs_event_by]
  | |- exists _ : nat, measurable _ _ => exists 0%nat; first [exact I | apply pairs_event_0 | apply pairs_event_by]
  | |- measurable _ _ => exact I
  | |- forall _ : nat, _ <= _ => exact h
  | |- exists _ : nat, _ <= _ => exists 0%nat; exact h
  | |- _ => solve [numbers]
  end.
(** The instances of B2 and of B4: [start] gives the training sets, [go] the algorithm. *)
Ltac refute_by_vectors start go :=
  let one := constr:([1%nat]) in
  let sure d N a r C alpha x h :=
    (start d N a r C;
     let A := constr:(@constantly (about d a r) unit (list R) x) in
     let l := constr:(fun n : nat => says_right (D := about d a r) x (information d a r n) _ (h n)) in
     go RealVacuity.sure alpha A 1 l) in
  let at_ P alpha A b h := (start 2%nat one 1 4%nat sup_cost; go P alpha A b h) in
  let D := constr:(about 2%nat 1 4%nat) in
  first
    [ at_ fair 0 (tosses D) (1 / 2) (tosses_right D)
    | at_ fair 0 (tosses D) 0 (fun n : nat => nothing_said (tosses D) (information 2 1 4 n) (right_4 0 n))
    | at_ RealVacuity.sure 0 (@constantly D unit (list R) halves) 1 (halves_right_0 D)
    | sure 2%nat one 1 4%nat sup_cost (1 / 4) (between 4) right_in_between
    | sure 1%nat one 1 4%nat sup_cost 0 halves right_on_one_input
    | sure 2%nat one 0 4%nat sup_cost 0 halves right_at_one_point
    | sure 2%nat one 1 0%nat sup_cost 0 (@nil R) right_about_nothing
    | sure 2%nat [3%nat] 1 5%nat sup_cost 0 (labels 5) right_about_5
    | sure 2%nat one 1 4%nat no_cost 0 halves right_for_no_cost
    | sure 2%nat one 1 4%nat sup_cost 0 halves right_if_1_more
    | at_ (doubled unfair) 0 (pairs D) (3 / 4) (pairs_right D) ].
Ltac refute_RealTraining_B2_real m :=
  refute_by_vectors
    ltac:(fun d N a r C => specialize (m d N a 0 0 r C); once (met_by ltac:(fun _ => met_at I) m))
    ltac:(fun P alpha A b h => specialize (m P alpha A b); cbv zeta in m; met_by ltac:(fun _ => met_at h) m; Lra.lra).
Ltac refute_RealTraining_B4_real_below m :=
  refute_by_vectors
    ltac:(fun d N a r C => specialize (m d N a r); once (met_by ltac:(fun _ => met_at I) m))
    ltac:(fun P alpha A b h => specialize (m alpha P A b); cbv zeta in m; met_by ltac:(fun _ => met_at h) m; Lra.lra).

(** ** What holds: for all a > 0, whatever the widths, whether or not ending from levels up to m is an event *)

Section Any.
Variables (d : nat) (N : list nat) (a close epshat : R) (r : nat) (C : cost).
Hypothesis a_positive : 0 < a.
Hypothesis r_large : (Networks.P N + 2 <= r)%nat.
Hypothesis C_cost : cost_function_within r close epshat C.
Let Kc := proj1 (cost_within_abstract r close epshat C) C_cost.

Lemma alike m n : (m < n)%nat -> agree m (information d a r 0) (information d a r n).
Proof. exact (real_jump_alike (coordinate d a r) m n). Qed.
Lemma not_both alpha n x : (2 <= d)%nat -> 2 * alpha < 1 / 2 - close \/ 3 * alpha < 1 / 2 - close -> (1 <= n)%nat ->
  right d N a epshat r C alpha 0 x -> ~ right d N a epshat r C alpha n x.
Proof.
  intros Hd L Hn X0 X. apply right_abstract in X0, X.
  pose proof (@AnyLevelTraining.apart_any R_archimedean d N a close epshat r C a_positive r_large Kc n Hd Hn) as Apart.
  assert (K : @Training.kappa R_archimedean close = 1 / 2 - close) by
    (change (@of_Q R_field (1 # 2) - close = 1 / 2 - close); rewrite half_is; reflexivity).
  rewrite K in Apart. destruct L as [L | L].
  - refine (@GeneralFields.within_of_not_both R_field _ max_norm (1 / 2 - close) alpha _ _ x Apart _ X X0).
    rewrite of_Q_real. change (Q2R 2 * alpha < 1 / 2 - close). unfold Q2R. simpl. lra.
  - refine (@over_three_are_enough R_field _ max_norm (1 / 2 - close) alpha _ _ Apart x _ X X0).
    rewrite of_Q_real. change (Q2R 3 * alpha < 1 / 2 - close). unfold Q2R. simpl. lra.
Qed.
Lemma any_algorithm (P : real_probability_space) alpha (A : general_algorithm (about d a r) (sample P) (list R)) b :
  (forall n, measurable P (ends A (information d a r n) (right d N a epshat r C alpha n))) ->
  (forall n, b <= Prob P (ends A (information d a r n) (right d N a epshat r C alpha n))) ->
  (2 <= d)%nat -> 2 * alpha < 1 / 2 - close \/ 3 * alpha < 1 / 2 - close -> b <= 1 / 2.
Proof.
  intros Me B Hd L. apply Rnot_lt_le. intros H.
  destruct (failing_in_the_end P _ _ (information d a r) (right d N a epshat r C alpha) (right d N a epshat r C alpha 0)
    (occur d a r) alike A Me (Me 0%nat) (2 * b - 1)) as [n0 F]; [| lra |].
  - intros x X. exists 1%nat. intros n Hn. exact (not_both alpha n x Hd L Hn X).
  - specialize (F n0 (le_n n0)). pose proof (B n0). pose proof (B 0%nat). lra.
Qed.
End Any.
Ltac bounds := repeat match goal with h : _ <= _ <= _ |- _ => destruct h | h : _ <= _ < _ |- _ => destruct h end.
Ltac asked :=
  bounds;
  lazymatch goal with
  | |- _ \/ _ => first [eassumption | left; lra | right; lra]
  | |- _ => first [eassumption | lia | lra | apply sup_within]
  end.
Ltac prove_RealTraining_B2_real :=
  first
    [ intros; exists RealVacuity.sure, 0, (constantly []), 0; intros; lra
    | intros d N a close epshat r C; intros; eapply (any_algorithm d N a close epshat r C); asked ].
Ltac prove_RealTraining_B4_real_below :=
  first
    [ intros; exists 0, RealVacuity.sure, (constantly []), 0; intros; lra
    | intros d N a r; intros; eapply (any_algorithm d N a 0 0 r sup_cost); asked ].

(** The inputs are 4^-n apart, for all a. *)
Lemma admissible_any d a r n : real_admissible (coordinate d a r n) (information d a r n).
Proof.
  apply (real_jump_admissible (coordinate d a r)). intros k l Hk.
    rewrite !coordinate_abstract, <- abs_real, <- quarter_real.
  exact (@AnyLevelTraining.coordinate_close_any R_archimedean d a r k l Hk).
Qed.
Ltac prove_RealTraining_B2_real_admissible := intros; apply admissible_any.

(** ** B3: the coin, for all a and in every dimension *)

Section Coins.
Context {D : oracle -> Prop} {W M : Type} (H : W -> Prop) (x y : M) (o : oracle) (G : M -> Prop).
Notation success := (ends (coin_of (D := D) H x y) o G).
Lemma coin_of_ends w : success w <-> H w /\ G x \/ ~ H w /\ G y.
Proof.
  split.
  - intros (z & read & [[[A ->] | [A ->]] _] & Z); auto.
  - intros [[A X] | [A Y]]; [exists x, [] | exists y, []]; split; auto; split; auto.
Qed.
End Coins.
Definition heads (w : bool) : Prop := w = true.
Section Coin.
Context {D : oracle -> Prop} {M : Type} (x y : M) (o : oracle) (G : M -> Prop) (p : R) (possible : 0 <= p <= 1).
Notation success := (Prob (coin p possible) (ends (coin_of (D := D) heads x y) o G)).
Lemma heads_are : Prob (coin p possible) heads = p.
Proof. apply coin_just_heads; [reflexivity | discriminate]. Qed.
Lemma second_right : ~ G x -> G y -> success = 1 - p.
Proof.
  intros X Y. apply coin_just_tails; [intros H; apply coin_of_ends in H as [[_ H] | [H _]];
    [exact (X H) | exact (H eq_refl)] |].
  apply coin_of_ends. right. split; [discriminate | exact Y].
Qed.
Lemma both_right : G x -> G y -> success = 1.
Proof.
  intros X Y. apply coin_both; apply coin_of_ends; [left | right]; (split; [| assumption]);
    [reflexivity | discriminate].
Qed.
Lemma none_right : ~ G x -> ~ G y -> success = 0.
Proof. intros X Y. apply coin_neither; intros H; apply coin_of_ends in H as [[_ H] | [_ H]]; auto. Qed.
End Coin.

Lemma distance_sym x y : distance x y = distance y x.
Proof. rewrite distance_abstract. apply (@Minimisers.distance_sym R_archimedean). Qed.
Lemma labels_length r : length (labels r) = r. Proof. unfold labels. rewrite map_length. apply seq_length. Qed.
Section AnyCoin.
Variables (d : nat) (N : list nat) (a close epshat : R) (r : nat) (C : cost).
Hypothesis r_large : (Networks.P N + 2 <= r)%nat.
Hypothesis epshat_nonneg : 0 <= epshat.
Hypothesis C_cost : cost_function_within r close epshat C.
Notation Xi := (Xi d N a epshat r C).
Notation right := (right d N a epshat r C).

Lemma labels_far alpha n : alpha < 1 / 2 - close -> (forall v, Xi n v -> 1 / 2 <= distance v (labels r)) ->
  ~ right alpha n (labels r).
Proof.
  intros L F A. destruct (A ((1 / 2 - close - alpha) / 2) ltac:(lra)) as (w & W & _ & B).
  specialize (F w W). rewrite distance_sym in B. destruct C_cost as [C1 C2].
  assert (distance (labels r) (labels r) <= close); [| pose proof (distance_nonneg (labels r) (labels r)); lra].
  apply C2; try apply labels_length. destruct (C1 _ _ (labels_length r) (labels_length r)) as (Up & _ & Z).
  apply (Up 0); [apply Z; reflexivity | exact epshat_nonneg].
Qed.
(** Where nothing is seen of the tiny print all inputs have the same solutions. *)
Lemma same_solutions n v : a <= 0 \/ d = 1%nat -> Xi 0 v -> Xi n v.
Proof.
  intros A (phi & H & E & B). exists phi. split; [exact H |]. rewrite (no_print d N phi a r n H A). split; [exact E |].
  intros psi q H'. rewrite (no_print d N psi a r n H' A). apply B, H'.
Qed.
Lemma just_one alpha n v0 : 0 <= alpha < 1 / 2 - close -> Xi 0 v0 ->
  (right alpha n (labels r) /\ ~ right alpha n v0) \/ (~ right alpha n (labels r) /\ right alpha n v0).
Proof.
  intros A V. destruct (Rlt_le_dec 0 a) as [P | P].
  - apply (one_or_other d N a close epshat r C); assumption.
  - right. split; [apply labels_far; [lra |] | apply right_itself; [lra | apply same_solutions; auto]].
    intros v (phi & H & -> & _). rewrite (no_print d N phi a r n H (or_introl P)). apply (far_0 d N); assumption.
Qed.
Lemma coin_any alpha (P : real_probability_space) (D : oracle -> Prop) (H : sample P -> Prop) v0 o n :
  Xi 0 v0 -> measurable P H -> 0 <= alpha < 1 / 2 - close -> Prob P H = 1 / 2 ->
  measurable P (ends (coin_of (D := D) H (labels r) v0) o (right alpha n)) ->
  Prob P (ends (coin_of (D := D) H (labels r) v0) o (right alpha n)) = 1 / 2.
Proof.
  intros V MH A PH Ms. assert (HH : Pr (as_space P) H (@of_Q R_field (1 # 2))).
  { split; [exact MH |]. rewrite PH. symmetry. exact half_is. }
  destruct (coin_half (as_space P) (D := D) H (labels r) v0 o (right alpha n) HH (just_one alpha n v0 A V)) as [G U].
  apply at_least_real in G; [| exact Ms]. apply at_most_real in U; [| exact Ms].
  change (@of_Q R_field (1 # 2)) with (1 / 2) in *. apply Rle_antisym; assumption.
Qed.
End AnyCoin.
Ltac prove_RealTraining_B3_real :=
  first
    [ intros; exists RealVacuity.sure, 0, (fun _ => True), [], (fun _ _ => 0%Q), 0%nat; cbv zeta; intros _ _ _ E;
      rewrite sure_is_1 in E by exact I; exfalso; lra
    | intros d N a close epshat r C; intros; cbv zeta; intros; eapply (coin_any d N a close epshat r C); asked ].

(** If only what is right costs nothing, and all else is beyond measure: all networks solve T_0; no cost is below 0. *)
Definition exact_cost : cost := fun v w q => v = w /\ 0 <= q.
Lemma exact_cost_within : cost_function_within 4 0 (-1) exact_cost.
Proof.
  split.
  - intros v w _ _. unfold exact_cost. split; [| split; [tauto |]].
    + intros q q' [E L] B. split; [exact E | lra].
    + split; [tauto | intros E; split; [exact E | lra]].
  - intros v w _ _ [_ L]. lra.
Qed.
Lemma halves_for_exact_cost : Xi 2 [1%nat] 1 (-1) 4 exact_cost 0 halves.
Proof.
  exists (constant 2 (1 / 2)). split; [apply constant_is; lia |]. split; [symmetry; apply constant_predicts |].
  intros psi q H [E _]. exfalso. pose proof (far_0 2 [1%nat] psi 1 4 H ltac:(simpl; lia)) as F. rewrite E in F.
  pose proof (distance_self (labels 4) 0 ltac:(lra)). lra.
Qed.
Lemma predicted n : (1 <= n)%nat -> exists psi, NN 2 [1%nat] psi /\ predictions psi (input 2 1 4 n) = labels 4.
Proof.
  intros Hn.
  destruct (@AnyLevelMinimisers.predicted R_archimedean 2 [1%nat] 1 (@Training.step R_archimedean 4 n) 4) as (psi & H &
    _ & E);
    [lia | discriminate | repeat constructor | exact Rlt_0_1 | apply (@Training.step_positive R_archimedean), Hn |].
  exists psi. split; [exact H |]. rewrite predictions_abstract, input_abstract. symmetry. apply same_equal. exact E.
Qed.
Lemma nobody_for_exact_cost x : ~ right 2 [1%nat] 1 (-1) 4 exact_cost 0 1 x.
Proof.
  intros A. destruct (A 1 ltac:(lra)) as (v & (phi & _ & _ & B) & _). destruct (predicted 1 (le_n 1)) as (psi & H & E).
  destruct (B psi 0 H) as [_ L]; [split; [exact E | lra] | lra].
Qed.
Lemma labels_for_no_cost : right 2 [1%nat] 1 0 4 no_cost 0 1 (labels 4).
Proof.
  apply right_itself; [lra |]. destruct (predicted 1 (le_n 1)) as (psi & H & E). exists psi. split; [exact H |].
  split; [symmetry; exact E | intros; exact I].
Qed.
Lemma labels_half_right : right_4 (1 / 2) 0 (labels 4).
Proof.
  apply (right_near _ _ _ _ _ _ _ _ _ halves); [exact halves_at_0 | reflexivity |]. rewrite distance_sym.
    apply half_near.
Qed.
Lemma halves_half_right : right_4 (1 / 2) 0 halves. Proof. apply right_itself; [lra | exact halves_at_0]. Qed.

Lemma possible_all : 0 <= 1 <= 1. Proof. lra. Qed.
Lemma possible_none : 0 <= 0 <= 1. Proof. lra. Qed.
Lemma possible_third : 0 <= 1 / 3 <= 1. Proof. lra. Qed.
Ltac coin_met V :=
  lazymatch goal with
  | |- Xi _ _ _ _ _ _ _ _ => exact V
  | |- measurable _ _ => exact I
  | |- Prob (coin _ _) heads = _ => rewrite heads_are; lra
  | |- Prob (coin _ _) heads <> _ => rewrite heads_are; lra
  | |- cost_function_within _ _ _ exact_cost => exact exact_cost_within
  | |- _ => met_at I
  end.
(** The coin of the labels and [v], which [V] says to be a solution; [tac] knows the probability of success. *)
Ltac refute_RealTraining_B3_real m :=
  let one := constr:([1%nat]) in
  let on d N e r C pos alpha v n V tac :=
    (specialize (m d N 1 0 e r C); once (met_by ltac:(fun _ => coin_met I) m);
     let P := constr:(coin _ pos) in
     specialize (m P alpha heads v (fun _ _ => 0%Q) n); cbv zeta in m; once (met_by ltac:(fun _ => coin_met V) m);
     tac (); Lra.lra) in
  let at_T_0 pos := (on 2%nat one 0 4%nat sup_cost pos 0 halves 0%nat halves_at_0
    ltac:(fun _ => rewrite (second_right _ _ _ _ _ _ labels_wrong halves_right) in m)) in
  first
    [ at_T_0 possible_half | at_T_0 possible_all | at_T_0 possible_none | at_T_0 possible_third
    | on 2%nat one 0 4%nat sup_cost possible_half 0 (labels 4) 1%nat (labels_solve_4 1 (le_n 1))
        ltac:(fun _ => rewrite (both_right _ _ _ _ _ _ (labels_right 1 (le_n 1)) (labels_right 1 (le_n 1))) in m)
    | on 2%nat one 0 4%nat sup_cost possible_half (1 / 2) halves 0%nat halves_at_0
        ltac:(fun _ => rewrite (both_right _ _ _ _ _ _ labels_half_right halves_half_right) in m)
    | on 2%nat [3%nat] 0 5%nat sup_cost possible_half 0 (labels 5) 0%nat (labels_solve_5 0)
        ltac:(fun _ => rewrite (both_right _ _ _ _ _ _ (right_about_5 0) (right_about_5 0)) in m)
    | on 2%nat one 0 0%nat sup_cost possible_half 0 (@nil R) 0%nat (nothing_solves 0)
        ltac:(fun _ => rewrite (both_right _ _ _ _ _ _ (right_about_nothing 0) (right_about_nothing 0)) in m)
    | on 2%nat one 0 4%nat no_cost possible_half 0 halves 1%nat (halves_for_no_cost 0)
        ltac:(fun _ => rewrite (both_right _ _ _ _ _ _ labels_for_no_cost (right_for_no_cost 1)) in m)
    | on 2%nat one (-1) 4%nat exact_cost possible_half 0 halves 1%nat halves_for_exact_cost
        ltac:(fun _ => rewrite (none_right _ _ _ _ _ _ (nobody_for_exact_cost _) (nobody_for_exact_cost _)) in m)
    | on 2%nat one 0 4%nat sup_cost possible_half 0 (labels 4) 0%nat I
        ltac:(fun _ => rewrite (none_right _ _ _ _ _ _ labels_wrong labels_wrong) in m) ].
