(** * Refutations of mutants of A0-A8, B0, B1: networks over the rational numbers *)

From Coq Require Import ZArith QArith Qabs List Lia Lqa.
From Barriers Require Import OrderedFields Archimedean Networks Classification Alternation Instability StableNetwork.
From Barriers Require Import Minimisers.
From Barriers Require Zigzag Precision Uncountability.
From Mutants Require Import Verdicts.
Import ListNotations.
Open Scope Q_scope.

Notation K := Q_archimedean.
Canonical Structure Q_field.

(** ** Networks: d = 2, hidden neurons that see the first coordinate (bias b, weight 1 or -1), or the second *)

Definition neuron_of (w v b : Q) : neuron Q_field := @Build_neuron Q_field [w; v] b.
Definition network_of (l : list (neuron Q_field)) (out : list Q) (b : Q) : network Q_field :=
  @Build_network Q_field [l] (@Build_neuron Q_field out b).

(** Right at x^1, ..., x^5 for a = 1, although P = 4. *)
Definition right_5 : network Q_field :=
  network_of [neuron_of 1 0 (-4 # 19); neuron_of 1 0 (-4 # 15); neuron_of (-1) 0 (4 # 11)]
    [-156563 # 12664; 191235 # 25328; -266101 # 25328] (64988 # 30077).
(** One neuron: a constant, the first coordinate, a multiple of the second. *)
Definition constant (b : Q) : network Q_field := network_of [neuron_of 0 0 0] [1] b.
Definition first_coordinate : network Q_field := network_of [neuron_of 1 0 0] [1] 0.
Definition second_coordinate (w : Q) : network Q_field := network_of [neuron_of 0 w 0] [1] 0.

(** 0, 1, 1, 0 where the second coordinate is 0, 1, -1, -2. *)
Definition tiny_zigzag : network Q_field :=
  network_of [neuron_of 0 1 0; neuron_of 0 (-1 # 1) 0; neuron_of 0 (-1 # 1) (-1 # 1)] [1; 1; -2 # 1] 0.

(** Both weights are w. *)
Definition twice (w b : Q) : network Q_field := network_of [neuron_of 0 w 0] [w] b.
(** Right at x^2, ..., x^6. *)
Definition right_2_to_6 : network Q_field :=
  network_of [neuron_of 1 0 (-4 # 23); neuron_of 1 0 (-4 # 19); neuron_of (-1) 0 (4 # 15)]
    [140225 # 5864; -159505 # 11728; 238935 # 11728] (-24521 # 16859).

Definition not_monotone (y : Q) : Q := f (K := K) 1 [y].
Definition step (y : Q) : Q := if Qlt_le_dec y (1 # 2) then 0 else 1.
Definition same_number (y : Q) : Q := y.
Definition falling (y : Q) : Q := 1 - y.

Lemma step_monotone : monotone (K := K) step.
Proof.
  left. intros u v L. unfold step. change (u <= v) in L.
  destruct (Qlt_le_dec u (1 # 2)), (Qlt_le_dec v (1 # 2)); try (vm_compute; discriminate). exfalso. lra.
Qed.
Lemma same_monotone : monotone (K := K) same_number. Proof. left. auto. Qed.

Ltac refute_Instability_A6_dimensions_must_grow m :=
  pose proof same_monotone; let at_ N phi g a n := (specialize (m K 2%nat N phi g a n); absurdity m) in
  first [ at_ [3%nat] right_5 same_number 1 5%nat
        | at_ [1%nat] right_5 same_number 1 5%nat
        | at_ [3%nat] right_5 same_number 1 6%nat | at_ [3%nat] right_2_to_6 same_number 1 6%nat
        | at_ [1%nat] (constant 0) same_number 1 0%nat
        | at_ [1%nat] (constant (1 # 2)) same_number 1 6%nat
        | at_ [1%nat] first_coordinate not_monotone 1 6%nat
        | at_ [1%nat] (constant 0) same_number 0 6%nat ].

(** Numbers of which nothing is known, and computed ones: in the words of Q. *)
Ltac plain h :=
  repeat match type of h with
         | context [@value ?F first_coordinate ?x] =>
             let v := eval vm_compute in (@value F first_coordinate x) in change (@value F first_coordinate x) with v in h
         | context [@relu ?F ?x] =>
             let v := eval vm_compute in (@relu F x) in change (@relu F x) with v in h
         | context [@fabs ?F ?x] =>
             let v := eval vm_compute in (@fabs F x : Q) in change (@fabs F x) with v in h
         end;
  cbv beta iota delta [fadd fmul fsub fopp feq fleq flt carrier Q_field base Q_archimedean fzero fone] in h.

Ltac destruct_all A :=
  lazymatch type of A with
  | _ /\ _ => let a := fresh in let b := fresh in destruct A as [a b]; destruct_all a; destruct_all b
  | ex _ => let x := fresh "x" in destruct A as [x A]; destruct_all A
  | affine_on _ _ _ => unfold affine_on in A; destruct_all A
  | _ => idtac
  end.

(** There is no network of such widths. *)
Ltac wrong_shape m :=
  let phi := fresh in let h := fresh in destruct m as (phi & h & _);
  let h1 := fresh in let h2 := fresh in let h3 := fresh in destruct h as (h1 & h2 & h3 & _);
  first [ exact (h2 eq_refl) | inversion h1; fail | inversion h3; subst; lia | lia ].

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
        pose proof (h (-1 # 1) (conj I I)) as a1; pose proof (h 0 (conj I I)) as a2; pose proof (h 1 (conj I I)) as a3 end;
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
      match goal with h : Forall _ (map _ _) |- _ => inversion h; subst | h : Forall _ (_ :: _) |- _ => inversion h; subst end;
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
    | specialize (m K 2%nat [1%nat] 1 1); met m; right 1%nat (z_point (K := K) 2 1 1 1) ].

(** ** A3: right_5 fails at none of five points, a constant at all; a fifth point has to fail for P = 4 *)

Ltac refute_Instability_A3_universal_instability m :=
  pose proof same_monotone; let at_ N phi g a delta t n := (specialize (m K 2%nat N phi g a delta t n); absurdity m) in
  first [ at_ [3%nat] right_5 same_number 1 0 0 5%nat | at_ [1%nat] right_5 same_number 1 0 0 5%nat
        | at_ [1%nat] (constant (1 # 2)) same_number 1 0 0 6%nat
        | at_ [1%nat] (constant 0) same_number 1 0 0 0%nat | at_ [1%nat] (constant 0) same_number 1 0 0 20%nat
        | at_ [1%nat] (constant 1) same_number 1 0 0 20%nat | at_ [1%nat] (constant 0) same_number 0 0 0 6%nat
        | at_ [1%nat] (constant 0) same_number 1 0 5 6%nat | at_ [1%nat] (constant 0) same_number 1 0 (-5 # 1) 6%nat
        | at_ [1%nat] first_coordinate not_monotone 1 0 0 6%nat ].

Ltac refute_Instability_A3_breaks m :=
  pose proof same_monotone; let at_ N phi g a delta n := (specialize (m K 2%nat N phi g a delta n); absurdity m) in
  first [ at_ [3%nat] right_5 same_number 1 0 5%nat | at_ [1%nat] right_5 same_number 1 0 5%nat
        | at_ [1%nat] (constant (1 # 2)) same_number 1 0 6%nat | at_ [1%nat] (second_coordinate 1) same_number 1 1 6%nat
        | at_ [1%nat] (second_coordinate 1) same_number 1 1 8%nat | at_ [1%nat] (constant 0) same_number 1 0 0%nat
        | at_ [3%nat] tiny_zigzag same_number 1 1 20%nat
        | at_ [1%nat] (constant 0) same_number 0 0 6%nat | at_ [3%nat] right_5 same_number 1 0 6%nat
        | at_ [3%nat] right_2_to_6 same_number 1 0 6%nat
        | at_ [1%nat] first_coordinate not_monotone 1 0 6%nat ].

Ltac refute_Instability_A3_one_vector m :=
  pose proof same_monotone; let at_ N phi g a delta t n q := (specialize (m K 2%nat N phi g a delta t n q); met m; absurdity m) in
  first [ at_ [3%nat] right_5 same_number 1 (eps (K := K) 3) 0 3%nat 1%nat
        | at_ [3%nat] right_5 same_number 1 (eps (K := K) 5) 0 5%nat 1%nat
        | at_ [3%nat] right_5 same_number 1 (eps (K := K) 4) 0 4%nat 0%nat
        | at_ [1%nat] right_5 same_number 1 (eps (K := K) 5) 0 5%nat 1%nat
        | at_ [1%nat] (constant (1 # 2)) same_number 1 (eps (K := K) 6) 0 6%nat 1%nat
        | at_ [1%nat] (constant 0) same_number 1 5 0 6%nat 1%nat
        | at_ [1%nat] (constant 0) same_number 1 (eps (K := K) 6) 5 6%nat 1%nat
        | at_ [1%nat] (constant 0) same_number 0 (eps (K := K) 6) 0 6%nat 1%nat
        | at_ [1%nat] (constant 0) same_number 1 0 0 6%nat 1%nat
        | at_ [1%nat] (constant 0) same_number 1 (eps (K := K) 6) 0 6%nat 1%nat
        | at_ [1%nat] first_coordinate not_monotone 1 (eps (K := K) 6) 0 6%nat 1%nat ].

(** ** A5, A8, B0, B1 *)

Ltac refute_Precision_A8_price_in_precision m :=
  let at_ N phi a delta n e W := (specialize (m K 2%nat N phi a delta n e W); met m; absurdity m) in
  first
    [ at_ [1%nat] (twice 2 0) 1 (1 # 4) 6%nat 0 2 | at_ [1%nat] (twice (1 # 2) 0) 1 4 6%nat 0 (1 # 2)
    | at_ [1%nat] (twice 2 (1 # 4)) 1 (1 # 8) 6%nat (1 # 4) 2 | at_ [3%nat] right_2_to_6 1 0 6%nat (49 # 100) 0
    | at_ [1%nat] (second_coordinate 1) 1 1 6%nat 0 1 | at_ [1%nat] (second_coordinate 2) 1 (1 # 2) 6%nat 0 2
    | at_ [3%nat] right_5 1 0 5%nat (49 # 100) 100 | at_ [1%nat] right_5 1 0 5%nat (49 # 100) 100
    | at_ [1%nat] (constant 0) 1 0 6%nat 0 1 | at_ [1%nat] (constant 0) 0 0 6%nat 0 1
    | at_ [1%nat] (constant 0) 1 0 1%nat 0 1
    | at_ [1%nat] (second_coordinate (-1 # 1)) 1 (-1 # 1) 6%nat 0 1
    | at_ [1%nat] (second_coordinate 4) 1 (1 # 4) 6%nat 0 1 ].

Ltac refute_Instability_B0_error_at_least_half m :=
  let at_ N phi a r := (specialize (m K 2%nat N phi a r); met m) in
  let none _ := (let j := fresh in let L := fresh in destruct m as (j & L & m);
    destruct j as [| j]; [first [exfalso; lia | absurdity m] |]; do 8 (destruct j as [| j]; [first [exfalso; lia | absurdity m] |]); exfalso; lia) in
  first
    [ at_ [3%nat] right_5 1 5%nat; none () | at_ [1%nat] right_5 1 5%nat; none ()
    | at_ [1%nat] (constant (1 # 2)) 1 6%nat; none () | at_ [1%nat] (constant 0) 0 6%nat; none ()
    | at_ [1%nat] (constant 0) 1 1%nat; none () | at_ [1%nat] (constant 0) 1 6%nat; absurdity m
    | at_ [1%nat] (constant 0) 1 6%nat; specialize (m 1%nat); absurdity m ].

(** Any vector is a quarter from another; the labels are a solution for delta. *)
Ltac refute_StableNetwork_B0_half_attained m :=
  let at_ d N a r := (specialize (m K d N a r); met m) in
  let shown x j := (let phi := fresh in let v := fresh in destruct m as (phi & _ & v & m); specialize (m j); specialize (v x);
    met m; rewrite v in m; absurd_by_computing m) in
  first
    [ at_ 2%nat [0%nat] 1 4%nat; wrong_shape m | at_ 2%nat (@nil nat) 1 4%nat; wrong_shape m
    | at_ 0%nat [1%nat] 1 4%nat; wrong_shape m
    | at_ 2%nat [1%nat] 1 4%nat; shown (x_point (K := K) 2 1 1) 1%nat
    | at_ 2%nat [1%nat] 1 4%nat; shown (x_point (K := K) 2 1 2) 2%nat
    | at_ 2%nat [1%nat] 1 4%nat; specialize (m (constant 0)); absurdity m ].

Ltac refute_StableNetwork_A5_stable_network_exists m :=
  let at_ n := (specialize (m K 2%nat n 1 0); met m) in
  first
    [ at_ 1%nat; wrong_shape m | at_ 2%nat; wrong_shape m
    | at_ 2%nat; specialize (m (constant 0)); destruct m as (m & _); absurdity m
    | specialize (m K 0%nat 2%nat 1 0); met m; wrong_shape m ].

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
  change 0 with (@fzero K). fra.
Qed.

Ltac refute_Minimisers_B1_separation m :=
  assert (cost_function_within (K := K) 4 0 0 (@sup_cost K)) by exact (@sup_cost_within K 4);
  specialize (m K 2%nat [1%nat] 1 1 0 0 4%nat (@sup_cost K)); met m; cbv zeta in m;
  let m1 := fresh in let m2 := fresh in let m3 := fresh in let m4 := fresh in
  destruct m as (m1 & m2 & m3 & m4);
  first
    [ specialize (m3 halves halves_solve); absurdity m3
    | specialize (m4 halves (labels 4) halves_solve m1); absurdity m4
    | specialize (m2 (labels 4) m1); absurdity m2 ].
