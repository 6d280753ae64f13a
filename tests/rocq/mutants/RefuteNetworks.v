(** * Refutations of mutants of A0, A1, A2, A8 and of what attains B0 *)

From Coq Require Import ZArith QArith Qabs List Lia Lqa.
From Barriers Require Import OrderedFields Archimedean Networks Classification Alternation Instability StableNetwork.
From Barriers Require Import Minimisers.
From Barriers Require Zigzag Precision Uncountability.
From Mutants Require Import Verdicts AnyLevel Instances RefuteMinimisers.
Import ListNotations.
Open Scope Q_scope.

Canonical Structure Q_field.

(** ** A0: a rectifier is not affine, and changes by no fixed factor *)

Ltac refute_Networks_A0_pieces m :=
  let at_ N := (specialize (m Q_field 2%nat N first_coordinate [0; 0] [1; 0]); met m) in
  first
    [ at_ [1%nat]; specialize (m [0; 1; 2; 3; 4]); absurdity m
    | (first [at_ (@nil nat) | at_ [1%nat]]);
      destruct m as (cuts & A & L); destruct cuts as [| c cuts]; [| simpl in L; lia];
      unfold piecewise_affine in A; simpl chain in A; destruct_all A;
      let a1 := fresh in let a2 := fresh in let a3 := fresh in
      match goal with h : forall t, _ -> _ |- _ =>
        pose proof (h (-1 # 1) (conj I I)) as a1; pose proof (h 0 (conj I I)) as a2; pose proof (h 1 (conj I I)) as a3
          end;
      plain a1; plain a2; plain a3; lra ].

Ltac refute_Networks_A0_continuous m :=
  specialize (m Q_field 2%nat [1%nat] first_coordinate [0; 0] [1; 0]); met m;
  first
    [ specialize (m 0 0 1); absurdity m
    | let L := fresh in let m0 := fresh in let m1 := fresh in let m2 := fresh in
      destruct m as [L m]; pose proof (m 0 0) as m0; pose proof (m 0 1) as m1; pose proof (m (-1 # 1) (-2 # 1)) as m2;
      plain m0; plain m1; plain m2; lra ].

(** ** A1 *)

Ltac refute_Classification_A1_well_separated m :=
  let at_ d a delta n := (specialize (m K d a delta n); met m) in
  let unstable x y := (destruct m as (_ & _ & m); specialize (m x y); absurdity m) in
  let shape := (destruct m as (m & _); inversion m; subst;
    match goal with h : cube _ _ |- _ => destruct h as (h & _); discriminate h end) in
  first
    [ at_ 1%nat 1 (eps (K := K) 1) 1%nat; shape
    | at_ 2%nat (1 # 3) (eps (K := K) 1) 1%nat; unstable (z_point (K := K) 2 (1 # 3) (eps (K := K) 1) 1) [4 # 25; 0]
    | at_ 2%nat (1 # 2) (eps (K := K) 1) 1%nat;
      unstable (z_point (K := K) 2 (1 # 2) (eps (K := K) 1) 2) [4 # 25; eps (K := K) 1]
    | at_ 2%nat 1 5 2%nat; destruct m as (m & _); inversion m as [| ? ? ? r]; subst; inversion r as [| ? ? c]; subst;
      destruct c as (_ & c); inversion c as [| ? ? ? e]; subst; inversion e as [| ? ? b]; subst;
      destruct b as (_ & b); absurd_by_computing b
    | at_ 2%nat 0 (eps (K := K) 2) 2%nat; destruct m as (_ & m & _); inversion m; subst;
      match goal with h : Forall _ (map _ _) |- _ => inversion h; subst | h : Forall _ (_ :: _) |- _ => inversion h;
        subst end;
      match goal with h : fleq _ _ |- _ => absurd_by_computing h end
    | at_ 2%nat 2 (eps (K := K) 1) 1%nat; destruct m as (m & _); inversion m; subst;
      match goal with h : cube _ _ |- _ => destruct h as (_ & h); inversion h; subst end;
      match goal with h : _ /\ _ |- _ => destruct h as (_ & h); absurd_by_computing h end
    | at_ 2%nat 1 (eps (K := K) 1) 1%nat; destruct m as (m & _); inversion m; subst;
      match goal with h : cube _ _ |- _ => destruct h as (_ & h); inversion h; subst end;
      match goal with h : _ /\ _ |- _ => destruct h as (_ & h); absurd_by_computing h end ].

(** A closed ball: near x^1 for a = 1/3 there is a point on which f_a is the other label. *)
Ltac refute_Classification_A1_closed_balls m :=
  let at_ d a delta n k p := (specialize (m K d a delta n k p); absurdity m) in
  first
    [ at_ 0%nat 1 1 2%nat 2%nat (@nil Q) | at_ 2%nat 0 0 2%nat 2%nat (x_point (K := K) 2 0 2)
    | at_ 2%nat (1 # 3) 0 1%nat 1%nat [4 # 25; 0] | at_ 2%nat 1 0 2%nat 2%nat (@nil Q)
    | at_ 2%nat 1 0 2%nat 2%nat (x_point (K := K) 2 1 2) | at_ 2%nat (1 # 2) 1 1%nat 2%nat [4 # 25; 0]
    | at_ 2%nat (1 # 2) 1 1%nat 2%nat [4 # 25; 1] | at_ 2%nat 1 0 2%nat 2%nat [0; 0] ].

(** ** A2 *)

Ltac refute_StableNetwork_A2_success m :=
  let right k x := (let phi := fresh "phi" in let m1 := fresh in destruct m as (phi & _ & m1 & m);
      specialize (m k); specialize (m1 x); rewrite m1 in m; absurd_by_computing m) in
  first
    [ specialize (m K 2%nat [0%nat] 1 1); met m; wrong_shape m
    | specialize (m K 2%nat (@nil nat) 1 1); met m; wrong_shape m
    | specialize (m K 0%nat [1%nat] 1 1); met m; wrong_shape m
    | specialize (m K 2%nat [1%nat] 1 0); met m; right 2%nat (z_point (K := K) 2 1 0 2)
    | specialize (m K 2%nat [1%nat] 1 1); met m; specialize (m (constant 0)); absurdity m
    | specialize (m K 2%nat [1%nat] 1 1); met m; right 2%nat (z_point (K := K) 2 1 1 2)
    | specialize (m K 2%nat [1%nat] 1 1); met m; right 1%nat (z_point (K := K) 2 1 1 1)
    | specialize (m K 1%nat [1%nat] 1 1); met m; let phi := fresh "phi" in let nn := fresh "nn" in let form := fresh "form" in
      destruct m as (phi & nn & form & _); pose proof (value_sees 1 [1%nat] phi [0] [0] [1] nn eq_refl) as E;
      pose proof (form [0; 0]) as E0; pose proof (form [0; 1]) as E1; simpl app in E; rewrite E, E1 in E0;
      absurd_by_computing E0
    | specialize (m K 2%nat [1%nat] 1 1); met m; let phi := fresh "phi" in let nn := fresh "nn" in let form := fresh "form" in
      destruct m as (phi & nn & form & _); pose proof (value_nil phi nn) as E; rewrite !form in E;
        absurd_by_computing E ].

(** ** A8, B0 *)

Ltac refute_Precision_A8_price_in_precision m :=
  let at_ N phi a delta n e W := (specialize (m K 2%nat N phi a delta n e W); met m; absurdity m) in
  first
    [ at_ [3%nat] right_2_to_6 1 0 6%nat (49 # 100) 1000 | at_ [3%nat] right_5 1 0 6%nat (49 # 100) 1000
    | at_ [1%nat] (twice 2 0) 1 (1 # 4) 6%nat 0 2 | at_ [1%nat] (twice (1 # 2) 0) 1 4 6%nat 0 (1 # 2)
    | at_ [1%nat] (twice 2 (1 # 4)) 1 (1 # 8) 6%nat (1 # 4) 2 | at_ [3%nat] right_2_to_6 1 0 6%nat (49 # 100) 0
    | at_ [1%nat] (second_coordinate 1) 1 1 6%nat 0 1 | at_ [1%nat] (second_coordinate 2) 1 (1 # 2) 6%nat 0 2
    | at_ [3%nat] right_5 1 0 5%nat (49 # 100) 100 | at_ [1%nat] right_5 1 0 5%nat (49 # 100) 100
    | at_ [1%nat] (constant 0) 1 0 6%nat 0 1 | at_ [1%nat] (constant 0) 0 0 6%nat 0 1
    | at_ [1%nat] (constant 0) 1 0 1%nat 0 1
    | at_ [1%nat] (second_coordinate (-1 # 1)) 1 (-1 # 1) 6%nat 0 1
    | at_ [1%nat] (second_coordinate 4) 1 (1 # 4) 6%nat 0 1 ].

(** Any vector is a quarter from another; the labels are a solution for delta. *)
Ltac refute_StableNetwork_B0_half_attained m :=
  let at_ d N a r := (specialize (m K d N a r); met m) in
  let shown x j := (let phi := fresh in let v := fresh in destruct m as (phi & _ & v & m); specialize (m j);
    specialize (v x);
    met m; rewrite v in m; absurd_by_computing m) in
  first
    [ at_ 2%nat [0%nat] 1 4%nat; wrong_shape m | at_ 2%nat (@nil nat) 1 4%nat; wrong_shape m
    | at_ 0%nat [1%nat] 1 4%nat; wrong_shape m
    | at_ 2%nat [1%nat] 1 4%nat; shown (x_point (K := K) 2 1 1) 1%nat
    | at_ 2%nat [1%nat] 1 4%nat; shown (x_point (K := K) 2 1 2) 2%nat
    | at_ 2%nat [1%nat] 1 4%nat; specialize (m (constant 0)); absurdity m ].

(** ** Facts *)

Ltac refute_Classification_f_on_level_sets m :=
  let at_ x := (specialize (m K 1 [x] 1%nat); absurdity m) in first [at_ (2 # 5) | at_ 1 | at_ (1 # 3) | at_ (1 # 2)].

Ltac refute_Networks_NN_decided m :=
  specialize (m Q_field 2%nat [1%nat] first_coordinate); let h := fresh in destruct m as [_ m];
  assert (h : NN 2 [1%nat] first_coordinate) by fact; specialize (m h); vm_compute in m;
  first [discriminate m | apply m; reflexivity].

Ltac refute_Precision_largest_weight_bounds m :=
  let at_ phi W := (specialize (m K phi W); met m; destruct m as [m _]; met m; absurdity m) in
  first [ at_ first_coordinate 1 | at_ first_coordinate 2 | at_ (@Build_network Q_field [] (@Build_neuron Q_field [] 0))
    (-1 # 1) ].

Ltac refute_Minimisers_sup_cost_within m :=
  specialize (m K 1%nat); destruct m as [_ m]; specialize (m [0] [1] eq_refl eq_refl); absurdity m.
