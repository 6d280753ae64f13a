(** * Mutants that hold: A2 on costs, A8, B1, B4 and B5 for all a > 0

    Of f_a they use only that its label at x^k is (k+1) mod 2, and B0. *)

From Coq Require Import ZArith QArith List Lia Setoid.
From Barriers Require Import OrderedFields Archimedean Networks Classification Alternation Instability StableNetwork.
From Barriers Require Import Minimisers Precision.
From Mutants Require Import AnyLevel.
Import ListNotations.
Open Scope field_scope.

Section AnyLevelMinimisers.
Context {K : archimedean_field}.
Local Notation vector := (vector K).
Local Notation network := (network K).
Local Notation "0" := (@fzero K) : field_scope.
Local Notation "1" := (@fone K) : field_scope.
Local Notation label := (@label K).
Add Field K_f : (K_field K) (morphism (of_Q_morph K), constants [f_cst], setoid (K_setoid K) (K_ext K)).

Lemma predicted d N a delta r : (2 <= d)%nat -> N <> [] -> Forall (le 1) N -> 0 < a -> 0 < delta ->
  exists phi, NN d N phi /\ (forall x, value phi x == relu (nth 1 x 0) / delta) /\
    same (labels r) (predictions phi (training_set d a delta r)).
Proof.
  intros Hd Hne HN Ha Hdelta. destruct (A2_success d N a delta Hd Hne HN Hdelta) as [phi [H [Form V]]].
  exists phi. split; [exact H|]. split; [exact Form|]. rewrite predictions_on. unfold labels.
  induction (seq 1 r) as [|k ks IH]; simpl; constructor; [|exact IH]. rewrite V, (label_z d a delta k Ha). reflexivity.
Qed.

Lemma minimises_any d N a delta r : (2 <= d)%nat -> N <> [] -> Forall (le 1) N -> 0 < a -> 0 < delta ->
  exists phi, NN d N phi /\ (forall x, value phi x == relu (nth 1 x 0) / delta) /\
    forall R psi q, cost_function r R ->
      R (predictions psi (training_set d a delta r)) (labels r) q ->
      R (predictions phi (training_set d a delta r)) (labels r) q.
Proof.
  intros Hd Hne HN Ha Hdelta. destruct (predicted d N a delta r Hd Hne HN Ha Hdelta) as (phi & H & Form & S).
  exists phi. split; [exact H|]. split; [exact Form|]. intros R psi q C Hq.
  destruct (C _ _ (length_predictions d a r psi delta) (length_labels r)) as [_ [Pq _]].
  destruct (C _ _ (length_predictions d a r phi delta) (length_labels r)) as [Up [_ Z]].
  apply (Up 0); [apply Z, same_sym, S|apply Pq, Hq].
Qed.

Lemma far_any d N phi a r : NN d N phi -> 0 < a -> (P N + 2 <= r)%nat ->
  $(1 # 2) <= distance (predictions phi (training_set d a 0 r)) (labels r).
Proof.
  intros H Ha Hr. destruct (half_any d N phi a r H Ha Hr) as [j [Hj E]].
  rewrite predictions_on. eapply le_trans; [exact E|]. rewrite (label_x d a j Ha).
  rewrite <- (value_same phi _ _ (z_point_0 d a j)).
  apply (distance_at (fun k => value phi (z_point d a 0 k))). apply in_seq. lia.
Qed.

Section Separation.
Variables (d : nat) (N : list nat) (a delta eps epshat : K) (r : nat) (R : cost K).
Hypothesis d_range : (2 <= d)%nat.
Hypothesis N_hidden : N <> [].
Hypothesis N_positive : Forall (le 1) N.
Hypothesis a_range : 0 < a.
Hypothesis delta_positive : 0 < delta.
Hypothesis R_cost : cost_function_within r eps epshat R.

Let Xi (delta : K) : vector -> Prop := solution d N R epshat (labels r) (training_set d a delta r).

Lemma labels_any : 0 <= epshat -> Xi delta (labels r).
Proof.
  intros He. destruct (predicted d N a delta r d_range N_hidden N_positive a_range delta_positive) as (phi & H & _ & S).
  exists phi. split; [exact H|]. split; [exact S|]. intros phi' q H' Hq. destruct R_cost as [C _].
  destruct (C _ _ (length_predictions d a r phi delta) (length_labels r)) as [Up [_ [_ Z]]].
  destruct (C _ _ (length_predictions d a r phi' delta) (length_labels r)) as [_ [Pq _]].
  specialize (Pq q Hq). apply (Up 0); [apply Z, same_sym, S|fra].
Qed.

Lemma ball_any v : Xi delta v -> distance v (labels r) <= eps.
Proof.
  intros [phi [H [S M]]]. rewrite (distance_same v _ (labels r) (labels r) S (same_refl _)).
  destruct R_cost as [C W]. apply W; [apply length_predictions|apply length_labels|].
  destruct (predicted d N a delta r d_range N_hidden N_positive a_range delta_positive) as (phi' & H' & _ & S').
  destruct (C _ _ (length_predictions d a r phi' delta) (length_labels r)) as [_ [_ [_ Z]]].
  destruct (C _ _ (length_predictions d a r phi delta) (length_labels r)) as [Up _].
  apply (Up (epshat + 0)); [|rewrite plus_0_r; apply le_refl]. apply (M phi' 0 H'). apply Z, same_sym, S'.
Qed.

Lemma far_solution_any v : (P N + 2 <= r)%nat -> Xi 0 v -> $(1 # 2) <= distance v (labels r).
Proof.
  intros Hr [phi [H [S _]]]. rewrite (distance_same v _ (labels r) (labels r) S (same_refl _)).
  apply (far_any d N phi a r); assumption.
Qed.

Lemma gap_any v w : (P N + 2 <= r)%nat -> Xi 0 v -> Xi delta w -> $(1 # 2) - eps <= distance v w.
Proof.
  intros Hr Hv Hw. pose proof (far_solution_any v Hr Hv). pose proof (ball_any w Hw).
  destruct Hv as [phi [_ [S _]]], Hw as [psi [_ [S' _]]]. apply same_length in S, S'.
  rewrite length_predictions in S, S'.
  pose proof (distance_triangle v w (labels r)) as T. rewrite length_labels in T.
  specialize (T ltac:(congruence) S'). fra.
Qed.
End Separation.

Lemma separation_any d N a delta eps epshat r R :
  (2 <= d)%nat -> N <> [] -> Forall (le 1) N -> 0 < a -> 0 < delta -> (P N + 2 <= r)%nat ->
  0 <= epshat -> cost_function_within r eps epshat R ->
  let Xi delta := solution d N R epshat (labels r) (training_set d a delta r) in
  Xi delta (labels r) /\
  (forall v, Xi delta v -> distance v (labels r) <= eps) /\
  (forall v, Xi 0 v -> $(1 # 2) <= distance v (labels r)) /\
  (forall v w, Xi 0 v -> Xi delta w -> $(1 # 2) - eps <= distance v w).
Proof.
  intros. split; [|split; [|split]].
  - apply (labels_any d N a delta eps); assumption.
  - apply ball_any; assumption.
  - intros v. apply far_solution_any; assumption.
  - intros v w. apply (gap_any d N a delta eps epshat r R); assumption.
Qed.

(** B5 *)
Lemma lipschitz_any d N phi a n : NN d N phi -> 0 < a ->
  exists L, 0 <= L /\ forall k delta, (1 <= k <= n)%nat -> 0 <= delta ->
    fabs (value phi (z_point d a delta k) - value phi (z_point d a 0 k)) <= L * delta.
Proof.
  intros H Ha. assert (On : forall delta k, same (line (x_point d a k) (e2 d) (delta * label k)) (z_point d a delta k)).
  { intros delta k. unfold z_point. rewrite (label_x d a k Ha). simpl.
    constructor; [ring|]. constructor; [ring|apply same_on_line]. }
  induction n as [|n [L [HL IH]]]; [exists 0; split; [fra|lia]|].
  destruct (A0_continuous d N phi (x_point d a (S n)) (e2 d) H) as [M HK].
  exists (L + fabs M). pose proof (abs_nonneg M). split; [fra|]. intros k delta Hk Hdelta.
  destruct (Nat.eq_dec k (S n)) as [->|Hne]; [|eapply le_trans; [apply IH; [lia|exact Hdelta]|fnra]].
  rewrite <- (value_same phi _ _ (On delta (S n))), <- (value_same phi _ _ (On 0 (S n))).
  eapply le_trans; [apply HK|]. pose proof (@label_range K (S n)) as R. pose proof (le_abs M).
  rewrite abs_pos by fnra. assert (delta * label (S n) - 0 * label (S n) <= delta) by fnra.
  assert (0 <= delta * label (S n) - 0 * label (S n)) by fnra. fnra.
Qed.

Lemma error_any d N phi a eps epshat r R m :
  (2 <= d)%nat -> NN d N phi -> 0 < a -> (P N + 2 <= r)%nat -> cost_function_within r eps epshat R ->
  exists L, m <= L /\ 0 <= L /\ forall delta v, 0 < delta ->
    solution d N R epshat (labels r) (training_set d a delta r) v ->
    $(1 # 2) - eps - L * delta < distance (predictions phi (training_set d a delta r)) v.
Proof.
  intros Hd H Ha Hr HR. destruct (lipschitz_any d N phi a r H Ha) as [L [HL HK]]. pose proof (abs_nonneg m).
  exists (L + fabs m + 1). split; [pose proof (le_abs m); fra|]. split; [fra|].
  intros delta v Hdelta Hv. pose proof (proj1 (proj2 H)) as HN. pose proof (proj1 (proj2 (proj2 H))) as HP.
  pose proof (ball_any d N a delta eps epshat r R Hd HN HP Ha Hdelta HR v Hv) as V.
  pose proof (far_any d N phi a r H Ha Hr) as F.
  destruct Hv as [psi [_ [S _]]]. apply same_length in S. rewrite length_predictions in S.
  set (p := predictions phi (training_set d a delta r)). set (p_0 := predictions phi (training_set d a 0 r)) in *.
  assert (Lp : length p = r) by apply length_predictions. assert (Lp_0 : length p_0 = r) by apply length_predictions.
  pose proof (length_labels (K := K) r) as Ll.
  assert (D : distance p_0 p <= L * delta).
  { rewrite distance_sym. unfold p, p_0. rewrite !predictions_on. apply distance_maps; [fnra|].
    intros k Hk. apply in_seq in Hk. apply HK; [lia|fra]. }
  pose proof (distance_triangle p_0 p (labels r) ltac:(congruence) ltac:(congruence)).
  pose proof (distance_triangle p v (labels r) ltac:(congruence) ltac:(congruence)).
  assert (0 <= fabs m * delta) by fnra. fra.
Qed.

(** B4 *)
Lemma quarter_delta d N a delta r : (2 <= d)%nat -> N <> [] -> Forall (le 1) N -> 0 < a -> 0 < delta ->
  exists v, solution d N sup_cost 0 (labels r) (training_set d a delta r) v /\ distance (between r) v <= $(1 # 4).
Proof.
  intros Hd Hne HN Ha Hdelta. exists (labels r).
  split; [apply (labels_any d N a delta 0); auto; [apply sup_cost_within|fra]|].
  apply distance_maps; [fra|]. intros k _. apply abs_le_condition.
  pose proof (@label_range K k). pose proof (@halved K k). fra.
Qed.

Lemma quarter_0 d N a r : (1 <= d)%nat -> N <> [] -> Forall (le 1) N -> 0 < a -> (P N + 2 <= r)%nat ->
  exists v, solution d N sup_cost 0 (labels r) (training_set d a 0 r) v /\ distance (between r) v <= $(1 # 4).
Proof.
  intros Hd Hne HN Ha Hr. destruct (half_attained_any d N a Hd Hne HN) as [phi [H [V W]]].
  exists (predictions phi (training_set d a 0 r)). split.
  - exists phi. split; [exact H|]. split; [apply same_refl|]. intros phi' q H' E. unfold sup_cost in *.
    pose proof (far_any d N phi' a r H' Ha Hr). simpl.
    assert (distance (predictions phi (training_set d a 0 r)) (labels r) <= $(1 # 2)); [|fra].
    rewrite predictions_on. apply distance_maps; [fra|]. intros k Hk. apply in_seq in Hk.
    rewrite (value_same phi _ _ (z_point_0 d a k)), <- (label_x d a k Ha), W. fra.
  - rewrite predictions_on. apply distance_maps; [fra|]. intros k _. rewrite V. apply abs_le_condition.
    pose proof (@label_range K k). pose proof (@halved K k). fra.
Qed.

(** A8 *)
Lemma price_any d N phi a delta n e W :
  NN d N phi -> 0 < a -> 0 <= delta -> (P N + 1 < n)%nat -> weights_at_most W phi ->
  (forall k, (1 <= k <= n)%nat -> fabs (value phi (z_point d a delta k) - f a (z_point d a delta k)) <= e) ->
  1 - $2 * e <= power W (length N + 1) * Qnat (product N) * delta.
Proof.
  intros H Ha Hdelta Hn HW He. set (g y := if le_bool y e then 0 else 1).
  assert (Hg : monotone g).
  { left. intros u v Huv. unfold g. destruct (le_bool u e) eqn:Eu, (le_bool v e) eqn:Ev; try fra.
    apply le_bool_iff in Ev. assert (u <= e) as C by fra. apply le_bool_iff in C. congruence. }
  pose proof (x_points d N phi g a n H Hg Ha) as A.
  destruct (count_some (fun k => fails g phi a (x_point d a k)) n) as [k [Hk E]]; [lia|].
  pose proof (He k Hk) as Z. rewrite (label_z d a delta k Ha) in Z. unfold fails in E. rewrite (label_x d a k Ha) in E.
  apply le_bool_iff in E. apply abs_le_condition in Z.
  assert (Step : label k = 0 -> same (z_point d a delta k) (x_point d a k)).
  { intros L. unfold z_point. rewrite (label_x d a k Ha), L. constructor; [reflexivity|].
    constructor; [ring|apply same_refl]. }
  unfold g in E. destruct (le_bool (value phi (x_point d a k)) e) eqn:B.
  - apply le_bool_iff in B. destruct (label_0_or_1 (K := K) k) as [L|L]; rewrite L in *;
      [pose proof (abs_spec (0 - 0)); fra|].
    pose proof (weights_bound_nonneg d N phi W H HW) as HW0.
    assert (C : close delta (delta * f a (x_point d a k)) 0) by (rewrite (label_x d a k Ha), L; unfold close; fra).
    pose proof (step_in_e2 W HW0 d N phi (abscissa a k) _ 0 (repeat 0 (d - 2)) delta H HW C) as D.
    fold (z_point d a delta k) in D. fold (x_point d a k) in D. unfold close in D. rewrite Nat.add_1_r. fra.
  - exfalso. destruct (label_0_or_1 (K := K) k) as [L|L]; rewrite L in E; [|pose proof (abs_spec (1 - 1)); fra].
    rewrite L, (value_same phi _ _ (Step L)) in Z.
    assert (value phi (x_point d a k) <= e) as C by fra. apply le_bool_iff in C. congruence.
Qed.
End AnyLevelMinimisers.

Ltac prove_Minimisers_A2_minimises := intros K d N a delta r; intros; apply (minimises_any d N a delta r);
  by_arithmetic.
Ltac prove_Precision_A8_price_in_precision :=
  intros K d N phi a delta n e W; intros;
  first
    [ apply (price_any d N phi a delta n e W); by_arithmetic
    | assert (fleq fzero e) by (match goal with h : forall k : nat, _ -> fleq _ e |- _ =>
        eapply le_trans; [apply abs_nonneg | apply (h 1%nat); lia] end);
      eapply le_trans; [|apply (price_any d N phi a delta n e W); by_arithmetic]; fra ].
Ltac prove_Minimisers_B1_separation :=
  intros K d N a delta eps epshat r R; intros; apply (separation_any d N a delta eps epshat r R); by_arithmetic.
Ltac prove_Minimisers_B4_quarter :=
  intros K d N a delta r; intros; cbv zeta; split;
  [apply (quarter_delta d N a delta r) | first [apply (quarter_0 d N a r) | apply (quarter_delta d N a fone r)]];
    by_arithmetic.
Ltac prove_Minimisers_B5_error :=
  intros K d N phi a eps epshat r R; intros;
  let L := fresh "L" in let h0 := fresh in let h1 := fresh in let h2 := fresh in
  destruct (error_any d N phi a eps epshat r R fone) as (L & h0 & h1 & h2); try by_arithmetic;
  exists L; split; [by_arithmetic | intros delta v hd hv; specialize (h2 delta v hd hv); by_arithmetic].
Ltac prove_Minimisers_sup_cost_within :=
  intros K r; split; [apply sup_cost_within | intros v w _ _ h; eapply le_trans; [exact h | fra]].
