(** * Refutations of mutants of B1, B4 and of A2 on costs *)

From Coq Require Import ZArith QArith Qabs List Lia Lqa.
From Barriers Require Import OrderedFields Archimedean Networks Classification Alternation Instability StableNetwork.
From Barriers Require Import Minimisers.
From Barriers Require Zigzag Precision Uncountability.
From Mutants Require Import Verdicts AnyLevel Instances.
Import ListNotations.
Open Scope Q_scope.

Canonical Structure Q_field.

(** ** B1 and B4: one neuron, four points; 1/2 everywhere is a solution for T_0, the labels are one for T_delta *)

Definition halves : vector K := [1 # 2; 1 # 2; 1 # 2; 1 # 2].

Lemma halves_solve : solution (K := K) 2 [1%nat] sup_cost 0 (labels 4) (training_set 2 1 0 4) halves.
Proof.
  exists (constant (1 # 2)). split; [fact |]. split; [vm_compute; repeat constructor |].
  intros phi q H E. unfold sup_cost in *.
  assert (F := far_on_T0 (K := K) 2 [1%nat] phi 1 4 H).
  specialize (F ltac:(split; discriminate) ltac:(simpl; lia)).
  assert (G : (distance (predictions (constant (1 # 2)) (training_set (K := K) 2 1 0 4)) (labels 4) <= $(1 # 2))%F)
    by (vm_compute; discriminate).
  pose proof (@le_trans K _ _ _ G (@le_trans K _ _ _ F E)) as C. revert C. generalize (distance (K := K)). clear.
  intros h C. change (h (predictions (constant (1 # 2)) (training_set (K := K) 2 1 0 4)) (labels 4) <= 0 + q)%Q.
  rewrite Qplus_0_l. exact C.
Qed.

(** Without any input a network has the value at 0. *)
Lemma value_nil (phi : network K) : NN 2 [1%nat] phi -> (value phi [] == value phi [0; 0])%F.
Proof.
  intros (_ & _ & _ & E & S). unfold value. destruct (hidden phi) as [| l layers]; [discriminate E |].
  destruct layers as [| ? ?]; [| discriminate E]. destruct S as [S _]. simpl fold_left.
  assert (R : same (K := K) (relu_layer (K := K) [] l) (relu_layer (K := K) [0; 0] l)).
  { clear E. induction S as [| m l L S IH]; simpl; constructor; [| exact IH]. unfold affine_form.
    destruct m as [w b]. cbn [weights bias] in *. destruct w as [| u [| v [| w x]]]; try discriminate L.
    assert (D : (dot (K := K) [u; v] [] == dot (K := K) [u; v] [0; 0])%F).
    { change (0 == u * 0 + (v * 0 + 0))%Q. ring. }
    apply (@max_proper K); [reflexivity |]. apply (@fadd_proper K); [exact D | reflexivity]. }
  unfold affine_form. rewrite (dot_same (K := K) _ _ _ R). reflexivity.
Qed.

(** What a network predicts at one point is no further from the label than all predictions are. *)
Lemma at_point (phi : network K) d a delta r k q : sup_cost (predictions phi (training_set d a delta r)) (labels r) q ->
  (1 <= k <= r)%nat -> (fabs (value phi (z_point d a delta k) - label k) <= q)%F.
Proof.
  unfold sup_cost. rewrite predictions_on. intros H Hk. eapply (@le_trans K); [|exact H].
  apply (distance_at (K := K) (fun k => value phi (z_point d a delta k))). apply in_seq. lia.
Qed.

Lemma sup_cost_is r : cost_function (K := K) r sup_cost. Proof. apply sup_cost_within. Qed.

(** ** A2 on costs *)

(** Something else is better at a point k. *)
Ltac better phi form m psi q k :=
  specialize (m sup_cost psi q); met_by ltac:(fun _ => first [exact (sup_cost_is _) | fact]) m;
  apply (at_point _ _ _ _ _ k) in m; [|lia]; rewrite form in m; absurd_by_computing m.

Ltac refute_Minimisers_A2_minimises m :=
  let at_ d N a delta r := (specialize (m K d N a delta r); met m) in
  let phi := fresh "phi" in let nn := fresh "nn" in let form := fresh "form" in
  first
    [ at_ 2%nat [0%nat] 1 1 1%nat; wrong_shape m
    | at_ 2%nat (@nil nat) 1 1 1%nat; wrong_shape m
    | at_ 0%nat [1%nat] 1 1 1%nat; wrong_shape m
    | at_ 2%nat [1%nat] 1 1 1%nat; specialize (m (constant 0)); destruct m as (_ & m & _); specialize (m [0; 1]);
      absurd_by_computing m
    | at_ 2%nat [1%nat] 1 1 1%nat; destruct m as (phi & nn & form & m);
      specialize (m (fun v w q => 1 # 4 <= nth 0 v 0) (constant (1 # 2)) 0); met m;
      change ((1 # 4) <= value phi (z_point (K := K) 2 1 1 1))%F in m; rewrite form in m; absurd_by_computing m
    | at_ 2%nat [1%nat] 1 1 1%nat; destruct m as (phi & nn & form & _);
      pose proof (value_nil phi nn) as E;
      rewrite !form in E; absurd_by_computing E
    | at_ 1%nat [1%nat] 1 1 1%nat; destruct m as (phi & nn & form & _);
      pose proof (value_sees 1 [1%nat] phi [0] [0] [1] nn eq_refl) as E; pose proof (form [0; 0]) as E0;
      pose proof (form [0; 1]) as E1; simpl app in E; rewrite E, E1 in E0; absurd_by_computing E0
    | at_ 2%nat [1%nat] 1 1 1%nat; destruct m as (phi & nn & form & _);
      pose proof (value_sees 2 [1%nat] phi [0; 0] [] [1] nn eq_refl) as E; pose proof (form [0; 0]) as E0;
      pose proof (form [0; 0; 1]) as E1; simpl app in E; rewrite <- E, E0 in E1; absurd_by_computing E1
    | at_ 2%nat [1%nat] 1 1 2%nat; destruct m as (phi & nn & form & m); better phi form m (second_coordinate 1) 0 1%nat
    | at_ 2%nat [1%nat] 0 1 2%nat; destruct m as (phi & nn & form & m); better phi form m (constant (1 # 2)) (1 # 2)
      2%nat
    | at_ 2%nat [1%nat] 1 0 2%nat; destruct m as (phi & nn & form & m); better phi form m (constant (1 # 2)) (1 # 2)
      2%nat
    | at_ 2%nat [1%nat] 1 1 1%nat; destruct m as (phi & nn & form & m); better phi form m phi (-1 # 1) 1%nat ].

Ltac refute_Minimisers_B_training_sets_close m :=
  let at_ delta k := (specialize (m K 2%nat 1 delta 2%nat k); absurdity m) in
  first [at_ 0 2%nat | at_ 1 1%nat | at_ (-1 # 1) 2%nat].

(** ** Solutions *)

Lemma within r eps epshat : (epshat <= eps)%Q -> cost_function_within (K := K) r eps epshat sup_cost.
Proof.
  intros He. split; [apply sup_cost_within |]. intros v w _ _ H. exact (@le_trans K _ epshat _ H He).
Qed.
Lemma within_negative r : cost_function_within (K := K) r 0 (-1 # 1) sup_cost.
Proof.
  split; [apply sup_cost_within |]. intros v w _ _ H. exfalso.
  exact (@le_trans K _ _ _ (distance_nonneg (K := K) v w) H eq_refl).
Qed.

(** What predicts the labels, and what is at most 1 from them where a cost of 1 more is allowed. *)

Lemma zeros_solve : solution (K := K) 2 [1%nat] sup_cost 1 (labels 4) (training_set 2 1 0 4) [0; 0; 0; 0].
Proof.
  exists (constant 0). split; [fact |]. split; [vm_compute; repeat constructor |].
  intros phi q H E. unfold sup_cost in *. pose proof (@le_trans K _ _ _ (distance_nonneg (K := K) _ _) E) as P.
  change (0 <= q)%Q in P.
  assert (G : (distance (predictions (constant 0) (training_set (K := K) 2 1 0 4)) (labels 4) <= 1)%F)
    by (vm_compute; discriminate).
  apply (@le_trans K _ 1); [exact G |]. change (1 <= 1 + q)%Q. lra.
Qed.

Definition about_right : vector K := predictions right_5 (training_set (K := K) 2 1 0 5).
Lemma right_5_solves : solution (K := K) 2 [3%nat] sup_cost (9 # 20) (labels 5) (training_set 2 1 0 5) about_right.
Proof.
  exists right_5. split; [fact |]. split; [apply (same_refl (K := K)) |].
  intros phi q H E. unfold sup_cost in *. pose proof (@le_trans K _ _ _ (distance_nonneg (K := K) _ _) E) as P.
  change (0 <= q)%Q in P.
  assert (G : (distance (predictions right_5 (training_set (K := K) 2 1 0 5)) (labels 5) <= 9 # 20)%F)
    by (vm_compute; discriminate).
  apply (@le_trans K _ (9 # 20)); [exact G |]. change ((9 # 20) <= (9 # 20) + q)%Q. lra.
Qed.

(** One input sees no tiny print. *)
Lemma one_input N (phi : network K) a delta r : NN 1 N phi ->
  predictions phi (training_set 1 a delta r) = predictions phi (training_set 1 a 0 r).
Proof.
  intros H. rewrite !predictions_on. apply map_ext. intros k. unfold z_point. simpl repeat.
  exact (value_sees 1 N phi [abscissa (K := K) a k] _ _ H eq_refl).
Qed.

(** A member as the mutant says it, word for word: conversion would evaluate. *)
Ltac member h p := lazymatch type of h with ?A -> _ => let P := type of p in constr_eq A P; specialize (h p) end.
(** Nothing is asked any more. *)
Ltac bare h := lazymatch type of h with _ -> _ => fail | _ => absurdity h end.

Ltac cost_or_fact _ :=
  first [exact (@sup_cost_within K _) | apply within; discriminate | exact (within_negative _) | fact].
Ltac refute_Minimisers_B1_separation m :=
  let at_ d N a delta eps epshat r :=
    (specialize (m K d N a delta eps epshat r (@sup_cost K)); met_by cost_or_fact m; cbv zeta in m) in
  let m1 := fresh "labels_in" in let m2 := fresh "ball" in let m3 := fresh "far" in let m4 := fresh "gap" in
  let parts _ := (destruct m as (m1 & m2 & m3 & m4)) in
  let phi := fresh "phi" in let nn := fresh "nn" in let s := fresh "s" in let F := fresh "F" in let B := fresh "B" in
  let S := fresh "S" in let E := fresh "E" in
  first
    [ at_ 1%nat [1%nat] 1 1 0 0 4%nat; parts (); destruct m1 as (phi & nn & s & _);
      pose proof (far_on_T0 (K := K) 1 [1%nat] phi 1 4 nn ltac:(split; discriminate) ltac:(simpl; lia)) as F;
      assert (S : same (K := K) (predictions phi (training_set (K := K) 1 1 0 4)) (labels 4))
        by (rewrite <- (one_input _ phi 1 1 4 nn); apply same_sym, s);
      pose proof (distance_same (K := K) _ _ _ _ S (same_refl (labels 4))) as E;
      assert (B : 1 # 2 <= distance (labels (K := K) 4) (labels (K := K) 4))
        by (eapply Qle_trans; [exact F |]; apply Qle_lteq; right; exact E); absurd_by_computing B
    | specialize (m K 2%nat [1%nat] 1 1 0 0 4%nat (fun _ _ _ => True)); met m; cbv zeta in m; parts ();
      specialize (m2 halves); lapply m2; [intros B; absurd_by_computing B |];
      exists (constant (1 # 2)); split; [fact |]; split; [vm_compute; repeat constructor | intros; exact I]
    | at_ 2%nat [1%nat] 1 (@fone K) 0 0 4%nat; parts ();
      first [ specialize (m3 (labels 4)); member m3 m1; absurdity m3
            | specialize (m4 (labels 4) (labels 4)); member m4 m1; member m4 m1; absurdity m4 ]
    | at_ 2%nat [1%nat] 1 1 0 0 4%nat; parts ();
      first
        [ specialize (m3 (labels 4)); first [bare m3 | member m3 m1; absurdity m3]
        | specialize (m2 halves); bare m2
        | specialize (m4 (labels 4) (labels 4)); member m4 m1; first [bare m4 | member m4 m1; bare m4]
        | specialize (m2 (labels 4)); member m2 m1; absurdity m2
        | specialize (m3 halves halves_solve); absurdity m3
        | specialize (m4 halves halves halves_solve); bare m4
        | specialize (m4 halves (labels 4) halves_solve m1); absurdity m4 ]
    | at_ 2%nat [1%nat] 1 0 0 0 4%nat; parts (); specialize (m3 (labels 4) m1); absurdity m3
    | at_ 2%nat [1%nat] 1 1 1 0 4%nat; parts ();
      first [ specialize (m2 (labels 4)); member m2 m1; absurdity m2 | specialize (m4 halves (labels 4) halves_solve
        m1); absurdity m4 ]
    | at_ 2%nat [1%nat] 1 1 1 1 4%nat; parts (); specialize (m3 [0; 0; 0; 0] zeros_solve); absurdity m3
    | at_ 2%nat [3%nat] 1 1 (9 # 20) (9 # 20) 5%nat; parts (); specialize (m3 about_right right_5_solves); absurdity m3
    | at_ 2%nat [0%nat] 1 1 0 0 4%nat; parts (); wrong_shape m1
    | at_ 2%nat (@nil nat) 1 1 0 0 4%nat; parts (); wrong_shape m1
    | at_ 0%nat [1%nat] 1 1 0 0 4%nat; parts (); wrong_shape m1
    | at_ 2%nat [1%nat] 0 1 0 0 4%nat; parts (); destruct m1 as (phi & nn & s & _);
      rewrite predictions_on in s; inversion s as [| ? ? ? ? E1 s2]; subst; inversion s2 as [| ? ? ? ? E2 s3]; subst;
      assert (Z : same (K := K) (z_point 2 0 1 1) (z_point 2 0 1 2)) by (repeat constructor);
      rewrite (value_same phi _ _ Z), <- E2 in E1; absurd_by_computing E1
    | at_ 2%nat [1%nat] 1 1 0 (-1 # 1) 4%nat; parts (); destruct m1 as (phi & nn & s & m1);
      specialize (m1 (second_coordinate 1) 0); met m1;
      exact (@le_trans K _ _ _ (distance_nonneg (K := K) _ _) m1 eq_refl) ].

(** ** B4: the labels are 1/4 from the vector in between, and what is 1/2 from the labels no less *)

Lemma solution_length d N R e a delta r (v : vector K) :
  solution (K := K) d N R e (labels r) (training_set d a delta r) v -> length v = r.
Proof. intros (phi & _ & S & _). apply same_length in S. rewrite S. apply (length_predictions d a r). Qed.

Lemma off_labels (v : vector K) : length v = 4%nat ->
  ((1 # 4) <= distance (between 4) v + distance v (labels 4))%F /\
  (distance v (labels 4) <= distance (between 4) v + (1 # 4))%F.
Proof.
  intros L. assert (Lb : length (between (K := K) 4) = 4%nat) by reflexivity.
  assert (Ll : length (labels (K := K) 4) = 4%nat) by reflexivity.
  pose proof (distance_triangle (K := K) (between 4) v (labels 4) ltac:(congruence) ltac:(congruence)) as T1.
  pose proof (distance_triangle (K := K) v (between 4) (labels 4) ltac:(congruence) ltac:(congruence)) as T2.
  rewrite (distance_sym (K := K) v (between 4)) in T2.
  assert (B1 : ((1 # 4) <= distance (K := K) (between 4) (labels 4))%F) by (vm_compute; discriminate).
  assert (B2 : (distance (K := K) (between 4) (labels 4) <= 1 # 4)%F) by (vm_compute; discriminate).
  revert T1 T2 B1 B2. generalize (distance (K := K) (between 4) (labels 4)), (distance (K := K) (between 4) v),
    (distance (K := K) v (labels 4)). clear. intros p q s T1 T2 B1 B2. in_Q. split; lra.
Qed.

Lemma near_delta (v : vector K) : solution (K := K) 2 [1%nat] sup_cost 0 (labels 4) (training_set 2 1 1 4) v ->
  ((1 # 4) <= distance (between 4) v)%F.
Proof.
  intros S. assert (B : (distance v (labels 4) <= 0)%F).
  { exact (B1_ball (K := K) 2 [1%nat] 1 1 0 0 4 sup_cost ltac:(lia) ltac:(discriminate) ltac:(repeat constructor)
      ltac:(split; discriminate) ltac:(reflexivity) (sup_cost_within (K := K) 4) v S). }
  pose proof (proj1 (off_labels v (solution_length _ _ _ _ _ _ _ _ S))) as T. revert B T.
  generalize (distance (K := K) (between 4) v), (distance (K := K) v (labels 4)). clear. intros p q B T. in_Q. lra.
Qed.

Lemma near_0 (v : vector K) : solution (K := K) 2 [1%nat] sup_cost 0 (labels 4) (training_set 2 1 0 4) v ->
  ((1 # 4) <= distance (between 4) v)%F.
Proof.
  intros S. assert (B : ((1 # 2) <= distance v (labels 4))%F).
  { destruct S as (phi & H & S & _). rewrite (distance_same (K := K) _ _ _ _ S (same_refl (labels 4))).
    exact (far_on_T0 (K := K) 2 [1%nat] phi 1 4 H ltac:(split; discriminate) ltac:(simpl; lia)). }
  pose proof (proj2 (off_labels v (solution_length _ _ _ _ _ _ _ _ S))) as T. revert B T.
  generalize (distance (K := K) (between 4) v), (distance (K := K) v (labels 4)). clear. intros p q B T. in_Q. lra.
Qed.

Ltac refute_Minimisers_B4_quarter m :=
  let at_ d N a delta r := (specialize (m K d N a delta r); met m; cbv zeta in m) in
  let v := fresh "v" in let x := fresh "x" in let q := fresh "q" in
  let shape _ := (destruct m as ((v & m & _) & _); wrong_shape m) in
  first
    [ at_ 2%nat [0%nat] 1 1 4%nat; shape () | at_ 2%nat (@nil nat) 1 1 4%nat; shape () | at_ 0%nat [1%nat] 1 1 4%nat;
      shape ()
    | at_ 2%nat [1%nat] 1 1 4%nat; destruct m as (m & _); specialize (m nil); destruct m as ((phi & _ & s & _) & _);
      inversion s
    | at_ 2%nat [1%nat] 1 1 4%nat; destruct m as (_ & m); specialize (m nil); destruct m as ((phi & _ & s & _) & _);
      inversion s
    | at_ 2%nat [1%nat] 1 1 4%nat; destruct m as ((v & x & q) & _); apply near_delta in x; revert q x;
      generalize (distance (K := K) (between 4) v); clear; intros y ? ?; in_Q; lra
    | at_ 2%nat [1%nat] 1 1 4%nat; destruct m as (_ & (v & x & q)); apply near_0 in x; revert q x;
      generalize (distance (K := K) (between 4) v); clear; intros y ? ?; in_Q; lra ].
