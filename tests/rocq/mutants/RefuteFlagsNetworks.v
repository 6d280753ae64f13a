(** * Mutants of X1's statement about networks: algorithms that output one network, which is right about all training
    sets, or about T_0 *)

From Coq Require Import QArith Qabs List Lia Lqa PeanoNat.
From Barriers Require Import OrderedFields Archimedean Algorithms Probability Computation Sharpness.
From Barriers Require Import Entries Networks Classification Alternation Instability StableNetwork Minimisers Training
  Flags.
From Mutants Require Import Verdicts AnyLevel AnyLevelMinimisers Instances RefuteMinimisers RefuteSolutions.
Import ListNotations.
Open Scope Q_scope.
Canonical Structure Q_field.

(** ** Right on T_0 and on all T_delta *)

Definition always (d : nat) (N : list nat) (phi : network Q_field) (H : NN d N phi) : algorithm (architecture d N) :=
  Output (exist _ phi H).

Lemma raised {M} o (G : M -> Prop) x : G x -> flag o G (Output x) true.
Proof. intros H. exists O. constructor 2; [exact H | apply Qle_refl]. Qed.

Lemma said o (G : bool -> Prop) x : G x -> probability_at_least o G 1 (Output x).
Proof. intros H. apply (attains_at_least _ _ O). constructor 2; [exact H | apply Qle_refl]. Qed.

(** A network whose predictions are a solution. *)
Lemma right_about d N a e r R alpha n phi (H : NN d N phi) : 0 <= alpha ->
  solution (K := K) d N R e (labels r) (input (K := K) d a r n) (predictions phi (input (K := K) d a r n)) ->
  network_accurate d N a e r R alpha n (exist _ phi H).
Proof. intros A S. exact (Xi_accurate d N a e r R n alpha _ A S). Qed.

Definition NN_half : NN (K := Q_field) 2 [1%nat] (constant (1 # 2)). Proof. fact. Qed.
Definition NN_half_of_one : NN (K := Q_field) 1 [1%nat] half_of_one. Proof. fact. Qed.

(** Right at x^1, ..., x^5 for a = 1, exactly. *)
Definition exact_5 : network Q_field :=
  network_of [neuron_of 1 0 (-4 # 19); neuron_of 1 0 (-4 # 15); neuron_of (-1) 0 (15356 # 33649)]
    [-361 # 8; 225 # 8; -437 # 16] (54 # 7).
Definition NN_exact_5 : NN (K := Q_field) 2 [3%nat] exact_5. Proof. fact. Qed.
Lemma exact_5_blind (u v : Q) : value exact_5 [u; v] == value exact_5 [u; 0].
Proof.
  unfold value. cbn [exact_5 network_of hidden output fold_left relu_layer map].
  unfold affine_form at 1. unfold affine_form at 4. cbn [weights bias dot].
  assert (R : forall w b, (relu (affine_form (neuron_of w 0 b) [u; v]) == relu (affine_form (neuron_of w 0 b) [u;
    0]))%F).
  { intros w b. apply (@max_proper K); [reflexivity | apply one_of_two]. }
  rewrite !R. reflexivity.
Qed.
Lemma exact_5_solves delta : solution (K := K) 2 [3%nat] sup_cost 0 (labels 5) (training_set 2 1 delta 5)
  (predictions exact_5 (training_set 2 1 delta 5)).
Proof.
  exists exact_5. split; [exact NN_exact_5 |]. split; [apply (same_refl (K := K)) |]. intros phi q H E.
    unfold sup_cost in *.
  pose proof (@le_trans K _ _ _ (distance_nonneg (K := K) _ _) E) as P. change (0 <= q)%Q in P.
  assert (G : (distance (predictions exact_5 (training_set (K := K) 2 1 delta 5)) (labels 5) <= 0)%F)
    by (apply blind; [exact exact_5_blind | vm_compute; discriminate]).
  apply (@le_trans K _ 0); [exact G |]. change (0 <= 0 + q)%Q. lra.
Qed.

(** 1/2 everywhere is within 1/2 of the labels, which solve T_delta, and solves T_0. *)
Lemma half_about n : network_accurate 2 [1%nat] 1 0 4 (@sup_cost K) (1 # 2) n (exist _ (constant (1 # 2)) NN_half).
Proof.
  destruct n as [| n]; [apply right_about; [discriminate | exact half_solves_on_T0] |].
  apply (accurate_member (1 # 2) _ _ (@labels K 4)).
  - apply labels_solve; [lia | discriminate | repeat constructor | apply (step_positive (K := K)); lia].
  - reflexivity.
  - exact (half_to_labels _).
Qed.

Lemma too_near (c x y z : Q) : c == 1 # 2 -> (@fleq K (c - @fzero K)%F x) -> z <= 0 -> x <= y + z -> y <= 0 + (1 # 4) ->
  False.
Proof. intros V F B T D. change (c - 0 <= x)%Q in F. lra. Qed.

(** On T_delta it is not within less. *)
Lemma half_only_on_T0 n : (1 <= n)%nat ->
  ~ network_accurate 2 [1%nat] 1 0 4 (@sup_cost K) 0 n (exist _ (constant (1 # 2)) NN_half).
Proof.
  intros Hn A. destruct (A (1 # 4) eq_refl) as (v & V & _ & D). unfold proj1_sig in D.
  pose proof (B1_ball (K := K) 2 [1%nat] 1 (Training.step (K := K) 4 n) 0 0 4 sup_cost ltac:(lia) ltac:(discriminate)
    ltac:(repeat constructor)
    ltac:(split; discriminate) (step_positive (K := K) 4 n Hn) (sup_cost_within (K := K) 4) v V) as B.
  pose proof (Xi_length (K := K) 2 [1%nat] 1 0 4 sup_cost n v V) as L.
  set (p := predictions (constant (1 # 2)) (input (K := K) 2 1 4 n)) in *.
  pose proof (distance_triangle (K := K) p v (labels 4) ltac:(rewrite L; reflexivity) ltac:(rewrite L;
    reflexivity)) as T.
  pose proof (at_point (constant (1 # 2)) 2 1 (Training.step (K := K) 4 n) 4 1 (distance p (labels 4)) (@le_refl K _)
    ltac:(lia)) as F.
  change (distance (K := K) v (labels 4) <= 0)%Q in B.
  change (distance (K := K) p (labels 4) <= distance (K := K) p v + distance (K := K) v (labels 4))%Q in T.
  change (distance (K := K) p v <= 0 + (1 # 4))%Q in D.
  pose proof (constant_value (1 # 2) (z_point (K := K) 2 1 (Training.step (K := K) 4 n) 1)) as V1.
  apply (@abs_le_condition K) in F. destruct F as [_ F].
  exact (too_near _ _ _ _ V1 F B T D).
Qed.

(** ** X1 *)

Definition NN_half_flag (n : nat) : bool := match n with O => true | S _ => false end.
Lemma half_flag n : network_flag 2 [1%nat] 1 0 4 (@sup_cost K) 0 (always 2 [1%nat] _ NN_half) n (NN_half_flag n).
Proof.
  destruct n as [| n]; [apply raised, right_about; [discriminate | exact half_solves_on_T0] |].
  intros [m A]. apply attains_output_inv in A. destruct A as [A | A]; [lra | exact (half_only_on_T0 (S n) ltac:(lia)
    A)].
Qed.
Lemma tossed_flag n : probability_at_least (information 2 1 4 n)
  (network_flag 2 [1%nat] 1 0 4 (@sup_cost K) 0 (always 2 [1%nat] _ NN_half) n) (1 # 2) (coin true false).
Proof.
  apply (attains_at_least _ _ O), coin_succeeds. pose proof (half_flag n) as H.
  destruct n as [| n]; [left | right]; exact H.
Qed.
Lemma never_raised {M} o (G : M -> Prop) : flag o G never false.
Proof. intros [m A]. apply never_attains in A. lra. Qed.

(** The checker that always says yes, where the algorithm is right. *)
Lemma sure_flag d N phi H a e r R alpha : (forall n, network_accurate d N a e r R alpha n (exist _ phi H)) ->
  forall n, probability_at_least (information d a r n) (network_flag d N a e r R alpha (always d N phi H) n) 1 (Output
    true).
Proof. intros A n. apply said, raised, A. Qed.
Lemma solved_right d N phi H a r R :
  (forall delta, solution (K := K) d N R 0 (labels r) (training_set d a delta r) (predictions phi (training_set d a
    delta r))) ->
  forall n, network_accurate d N a 0 r R 0 n (exist _ phi H).
Proof. intros S n. apply right_about; [discriminate | apply S]. Qed.
Lemma half_said : exists n, probability_at_least (information 2 1 4 n)
  (network_flag 2 [1%nat] 1 0 4 (@sup_cost K) 0 (always 2 [1%nat] _ NN_half) n) 1 (Output true).
Proof. exists 0%nat. apply said. exact (half_flag 0). Qed.
Lemma no_cost_right delta : solution (K := K) 2 [1%nat] no_cost 0 (labels 4) (training_set 2 1 delta 4)
  (predictions (constant (1 # 2)) (training_set 2 1 delta 4)).
Proof. apply no_cost_solves, NN_half. Qed.

Lemma not_near (c x y z : Q) : c <= 1 # 4 -> (@fleq K (- x)%F (c - @fone K)%F) -> z <= 0 + (1 # 2) -> x <= y + z -> y <=
  0 + (1 # 8) -> False.
Proof. intros V F B T D. change (- x <= c - 1)%Q in F. lra. Qed.

(** Right on T_{delta_1} alone, which is seen at evaluation 3, the tiny print of x^2. *)
Definition for_one : network Q_field := second_coordinate 760.
Definition NN_for_one : NN (K := Q_field) 2 [1%nat] for_one. Proof. fact. Qed.

Lemma coordinate_3 n : coordinate (K := K) 2 1 4 n 3 == Training.step (K := K) 4 n.
Proof.
  change (coordinate (K := K) 2 1 4 n 3) with (Training.step (K := K) 4 n * f (K := K) 1 (x_point (K := K) 2 1 2)).
  replace (f (K := K) 1 (x_point (K := K) 2 1 2)) with 1 by (vm_compute; reflexivity).
  generalize (Training.step (K := K) 4 n). intros q. exact (Qmult_1_r q).
Qed.

Lemma other_steps n : n <> 1%nat -> 0 <= Training.step (K := K) 4 n <= 1 # 3040.
Proof.
  intros H. destruct n as [| [| n]]; [split; discriminate | contradiction |].
  pose proof (step_small (K := K) 1 4 ltac:(split; discriminate) (S (S n))) as [A _]. split; [exact A |].
  pose proof (quarter_decreases (K := Q_field) 2 (S (S n)) ltac:(lia)) as B.
  change (eps (K := K) 4 * quarter (K := Q_field) (S (S n)) <= 1 # 3040). assert (E : eps (K := K) 4 == 1 # 190) by
    reflexivity.
  rewrite E. change (quarter (K := Q_field) (S (S n)) <= 1 # 16)%Q in B. lra.
Qed.

Lemma wrong_but_one n : n <> 1%nat -> ~ network_accurate 2 [1%nat] 1 0 4 (@sup_cost K) 0 n (exist _ for_one NN_for_one).
Proof.
  intros Hn A. destruct (A (1 # 8) eq_refl) as (v & V & _ & D). unfold proj1_sig in D.
  pose proof (Xi_length (K := K) 2 [1%nat] 1 0 4 sup_cost n v V) as L.
  destruct V as (psi & _ & S & M).
  specialize (M (constant (1 # 2)) (1 # 2) NN_half (half_to_labels _)). unfold sup_cost in M.
  rewrite <- (distance_same (K := K) _ _ _ _ S (same_refl (labels 4))) in M.
  set (p := predictions for_one (input (K := K) 2 1 4 n)) in *.
  pose proof (distance_triangle (K := K) p v (labels 4) ltac:(rewrite L; reflexivity) ltac:(rewrite L;
    reflexivity)) as T.
  pose proof (at_point for_one 2 1 (Training.step (K := K) 4 n) 4 2 (distance p (labels 4)) (@le_refl K _) ltac:(lia))
    as F.
  apply (@abs_le_condition K) in F. destruct F as [F _].
  assert (W : value for_one (z_point (K := K) 2 1 (Training.step (K := K) 4 n) 2) <= 1 # 4).
  { pose proof (other_steps n Hn) as B. revert B. generalize (Training.step (K := K) 4 n). intros q B.
    change (1 * relu (K := Q_field) (affine_form (neuron_of 0 760 0) [@abscissa K 1 2;
      q * f (K := K) 1 (x_point (K := K) 2 1 2)]) + 0 + 0 <= 1 # 4).
    replace (f (K := K) 1 (x_point (K := K) 2 1 2)) with 1 by (vm_compute; reflexivity).
    assert (E : affine_form (neuron_of 0 760 0) [@abscissa K 1 2; q * 1] == 760 * q).
    { change (0 * @abscissa K 1 2 + (760 * (q * 1) + 0) + 0 == 760 * q)%Q. generalize (@abscissa K 1 2 : Q). intros x.
      change (0 * x + (760 * (q * 1) + 0) + 0 == 760 * q)%Q. unfold K in *. lra. }
    assert (R : relu (K := Q_field) (affine_form (neuron_of 0 760 0) [@abscissa K 1 2; q * 1]) <= 1 # 4).
    { apply (@max_lub Q_field); [discriminate |]. change (affine_form (neuron_of 0 760 0) [@abscissa K 1 2;
      q * 1] <= 1 # 4).
      rewrite E. lra. }
    lra. }
  exact (not_near _ _ _ _ W F M T D).
Qed.

Lemma right_on_one : network_accurate 2 [1%nat] 1 0 4 (@sup_cost K) 0 1 (exist _ for_one NN_for_one).
Proof.
  apply (accurate_member 0 _ _ (@labels K 4)).
  - apply labels_solve; [lia | discriminate | repeat constructor | reflexivity].
  - reflexivity.
  - vm_compute. discriminate.
Qed.

Definition print_seen : algorithm bool := Read 3 12 (fun v => Output (negb (Qle_bool v (1 # 1250)))).

Lemma for_one_flag n : probability_at_least (information 2 1 4 n)
  (network_flag 2 [1%nat] 1 0 4 (@sup_cost K) 0 (always 2 [1%nat] _ NN_for_one) n) 1 print_seen.
Proof.
  apply (attains_at_least _ _ 12%nat). constructor 4; [lia |]. constructor 2; [| apply Qle_refl].
  pose proof (B2_admissible 2 1 4 ltac:(split; discriminate) n 3%nat 12%nat) as [_ E].
  rewrite coordinate_3 in E. change (power (1 # 2) 12) with (1 # 4096) in E. apply Qabs_Qle_condition in E.
  destruct (Qle_bool (information 2 1 4 n 3%nat 12%nat) (1 # 1250)) eqn:B; cbn [negb].
  - apply Qle_bool_iff in B. intros [m A]. apply attains_output_inv in A. destruct A as [A | A]; [lra |].
    revert A. apply wrong_but_one. intros ->. change (Training.step (K := K) 4 1) with (1 # 760) in E || idtac.
    assert (S1 : Training.step (K := K) 4 1 == 1 # 760) by reflexivity. lra.
  - destruct (Nat.eq_dec n 1) as [-> | Hn]; [apply raised, right_on_one | exfalso].
    pose proof (other_steps n Hn). rewrite (proj2 (Qle_bool_iff _ _)) in B; [discriminate | lra].
Qed.

Ltac refute_Flags_X1_networks m :=
  let cost _ := (first [exact (@sup_cost_within K _) | fact]) in
  let at_ d N a r R := (specialize (m d N a 0 0 r R); met_by cost m) in
  (** Algorithms that are right always, or not, and a checker of which that is known. *)
  let checked alpha t c b known := (specialize (m alpha t c b);
    met_by ltac:(fun _ => first [exact known | fact]) m; destruct m as [m _]) in
  let sure d N phi H a r R alpha acc :=
    (checked alpha (always d N phi H) (Output (M := bool) true) 1 (sure_flag d N phi H a 0 r R alpha acc);
     apply m; exact (raised _ _ _ (acc 0%nat))) in
  let solved d N phi H sol a r R := (sure d N phi H a r R 0 (solved_right d N phi H a r R sol)) in
  first
    [ at_ 1%nat [1%nat] 1 4%nat (@sup_cost K); solved 1%nat [1%nat] half_of_one NN_half_of_one half_solves_in_one 1
      4%nat (@sup_cost K)
    | at_ 2%nat [1%nat] 0 4%nat (@sup_cost K); solved 2%nat [1%nat] (constant (1 # 2)) NN_half half_solves_flat 0 4%nat
      (@sup_cost K)
    | at_ 2%nat [3%nat] 1 5%nat (@sup_cost K); solved 2%nat [3%nat] exact_5 NN_exact_5 exact_5_solves 1 5%nat (@sup_cost
      K)
    | at_ 2%nat [1%nat] 1 4%nat no_cost; solved 2%nat [1%nat] (constant (1 # 2)) NN_half no_cost_right 1 4%nat no_cost
    | at_ 2%nat [1%nat] 1 4%nat (@sup_cost K);
      first
        [ sure 2%nat [1%nat] (constant (1 # 2)) NN_half 1 4%nat (@sup_cost K) (1 # 2) half_about
        | checked 0 (always 2%nat [1%nat] _ NN_half) (coin true false) (1 # 2) tossed_flag; apply m; exact (half_flag 0)
        | checked 0 (always 2%nat [1%nat] _ NN_half) (Output true) 1 half_said; apply m; exact (half_flag 0)
        | specialize (m 0 (always 2%nat [1%nat] _ NN_for_one) print_seen 1);
          met_by ltac:(fun _ => first [exact for_one_flag | fact]) m;
          let k := fresh in let no := fresh in
          assert (no : ~ network_flag 2 [1%nat] 1 0 4 (@sup_cost K) 0 (always 2%nat [1%nat] _ NN_for_one) 1 false)
            by (intros no; apply no; exact (raised _ _ _ right_on_one));
          let a := fresh in destruct m as [a m];
          lazymatch type of m with
          | forall n0 n, _ -> _ => exact (no (m 0%nat 1%nat (le_S _ _ (le_n 0))))
          | exists _ : nat, forall n, network_flag _ _ _ _ _ _ _ _ n _ => destruct m as [k m]; exact (no (m 1%nat))
          | _ => lazymatch type of a with network_flag _ _ _ _ _ _ _ _ 1%nat false => exact (no a) end
          end
        | specialize (m 0 never (Output false) 1);
          met_by ltac:(fun _ => first [fact | exact (fun n => said _ _ false (never_raised _ _))]) m;
          let s := fresh in let k := fresh in
          first [ destruct m as [[k s] _]; apply never_attains in s; lra
                | destruct m as [_ [k m]]; destruct (m k (le_n k)) as [? s]; apply never_attains in s; lra ] ] ].

(** ** For all a > 0, and for costs that may not be as much below the infimum as is asked *)

Lemma too_far (x s q q0 M alpha close i : Q) : alpha < (1 # 2) - close -> 0 <= M -> (M + 1) * i == 1 -> 0 < i ->
  (1 # 2) - close - M * s < x -> x <= alpha + (1 # 4) * ((1 # 2) - close - alpha) ->
  q0 < (1 # 4) * ((1 # 2) - close - alpha) * i -> 0 <= s -> s <= q -> q <= q0 -> False.
Proof.
  intros L M0 E I Far D Hn0 S0 S1 S2. assert (G : exists g, (1 # 2) - close - alpha == g) by (eexists; reflexivity).
  destruct G as [g G]. rewrite G in *. assert (0 < g) by lra. assert (M * s <= M * ((1 # 4) * g * i)) by nra.
  assert (M * i <= 1) by nra. assert (M * ((1 # 4) * g * i) <= (1 # 4) * g) by nra. lra.
Qed.

Lemma wrong_at_last d N (a close e : Q) r R alpha (phi : architecture d N) : (2 <= d)%nat -> 0 < a -> (P N + 2 <= r)%nat
  ->
  cost_function_within (K := K) r close e R -> alpha < kappa (K := K) close ->
  exists n0, forall n, (n0 <= n)%nat -> ~ network_accurate d N a e r R alpha n phi.
Proof.
  intros Hd Ha Hr HR L. destruct phi as [phi H].
  destruct (error_any (K := K) d N phi a close e r R 0 Hd H Ha Hr HR) as (M & _ & M0 & Err).
  change (alpha < (1 # 2) - close)%Q in L. change (0 <= M)%Q in M0.
  assert (Q0 : (0 < (1 # 4) * ((1 # 2) - close - alpha) * / (M + 1))%Q).
  { assert (0 < / (M + 1)) by (apply Qinv_lt_0_compat; lra). set (i := / (M + 1)) in *. clearbody i. nra. }
  destruct (quarter_vanishes (K := K) _ Q0) as [n0 Hn0]. exists (S n0). intros n Hn A.
  destruct (A ((1 # 4) * ((1 # 2) - close - alpha)) ltac:(lra)) as (v & V & _ & D). simpl in D.
  pose proof (Err (Training.step (K := K) r n) v (step_positive (K := K) r n ltac:(lia)) V) as Far.
  pose proof (step_small (K := K) 1 r ltac:(split; discriminate) n) as [S0 S1]. pose proof (quarter_decreases (K :=
    Q_field) n0 n ltac:(lia)) as S2.
  assert (E : (M + 1) * / (M + 1) == 1) by (field; lra).
  assert (I : 0 < / (M + 1)) by (apply Qinv_lt_0_compat; lra).
  exact (too_far (distance (K := K) (predictions phi (training_set d a (Training.step (K := K) r n) r)) v)
    (Training.step (K := K) r n) (quarter (K := Q_field) n) (quarter (K := Q_field) n0) M alpha close (/ (M + 1))
    L M0 E I Far D Hn0 S0 S1 S2).
Qed.

Ltac prove_Flags_X1_networks :=
  intros d N a close e r R; intros;
  eapply X1_eventually;
  [ let n := fresh in let k := fresh in intros k [| n] ?; [lia |]; apply (as_limit_agrees _ _ (S n) k); lia
  | let phi := fresh in intros phi _; apply (wrong_at_last d N a close e r R); first [assumption | lra]
  | eassumption | eassumption ].
