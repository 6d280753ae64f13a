(** * Refutations of mutants of B1, B4, B5 and of A2 on costs *)

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
  let phi := fresh "phi" in let nn := fresh in let form := fresh "form" in
  first
    [ at_ 2%nat [0%nat] 1 1 1%nat; wrong_shape m
    | at_ 2%nat (@nil nat) 1 1 1%nat; wrong_shape m
    | at_ 0%nat [1%nat] 1 1 1%nat; wrong_shape m
    | at_ 2%nat [1%nat] 1 1 1%nat; specialize (m (constant 0)); absurdity m
    | at_ 1%nat [1%nat] 1 1 1%nat; destruct m as (phi & nn & form & _);
      pose proof (value_sees 1 [1%nat] phi [0] [0] [1] nn eq_refl) as E; pose proof (form [0; 0]) as E0;
      pose proof (form [0; 1]) as E1; simpl app in E; rewrite E, E1 in E0; absurd_by_computing E0
    | at_ 2%nat [1%nat] 1 1 1%nat; destruct m as (phi & nn & form & _);
      pose proof (value_sees 2 [1%nat] phi [0; 0] [] [1] nn eq_refl) as E; pose proof (form [0; 0]) as E0;
      pose proof (form [0; 0; 1]) as E1; simpl app in E; rewrite <- E, E0 in E1; absurd_by_computing E1
    | at_ 2%nat [1%nat] 1 1 2%nat; destruct m as (phi & nn & form & m); better phi form m (second_coordinate 1) 0 1%nat
    | at_ 2%nat [1%nat] 0 1 2%nat; destruct m as (phi & nn & form & m); better phi form m (constant (1 # 2)) (1 # 2) 2%nat
    | at_ 2%nat [1%nat] 1 0 2%nat; destruct m as (phi & nn & form & m); better phi form m (constant (1 # 2)) (1 # 2) 2%nat
    | at_ 2%nat [1%nat] 1 1 1%nat; destruct m as (phi & nn & form & m); better phi form m phi (-1 # 1) 1%nat
    | at_ 2%nat [1%nat] 1 1 1%nat; destruct m as (phi & nn & form & m);
      specialize (m (fun v w q => 1 # 4 <= nth 0 v 0) (constant (1 # 2)) 0); met m; simpl in m;
      rewrite form in m; absurd_by_computing m
    | at_ 2%nat [1%nat] 1 1 1%nat; destruct m as (phi & nn & form & _);
      pose proof (value_nil phi nn) as E;
      rewrite !form in E; absurd_by_computing E ].

Ltac refute_Minimisers_B1_separation m :=
  assert (cost_function_within (K := K) 4 0 0 (@sup_cost K)) by exact (@sup_cost_within K 4);
  specialize (m K 2%nat [1%nat] 1 1 0 0 4%nat (@sup_cost K)); met m; cbv zeta in m;
  let m1 := fresh in let m2 := fresh in let m3 := fresh in let m4 := fresh in
  destruct m as (m1 & m2 & m3 & m4);
  first
    [ specialize (m3 halves halves_solve); absurdity m3
    | specialize (m4 halves (labels 4) halves_solve m1); absurdity m4
    | specialize (m2 (labels 4) m1); absurdity m2 ].
