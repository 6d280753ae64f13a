(** * Refutations of mutants of A3, A6 and B0 *)

From Coq Require Import ZArith QArith Qabs List Lia Lqa.
From Barriers Require Import OrderedFields Archimedean Networks Classification Alternation Instability StableNetwork.
From Barriers Require Import Minimisers.
From Barriers Require Zigzag Precision Uncountability.
From Mutants Require Import Verdicts Instances.
Import ListNotations.
Open Scope Q_scope.

Canonical Structure Q_field.

(** ** A6 *)

Ltac refute_Instability_A6_dimensions_must_grow m :=
  pose proof same_monotone; let at_ N phi g a n := (specialize (m K 2%nat N phi g a n); absurdity m) in
  first [ at_ [3%nat] right_5 same_number 1 5%nat
        | at_ [1%nat] right_5 same_number 1 5%nat
        | at_ [3%nat] right_5 same_number 1 6%nat | at_ [3%nat] right_2_to_6 same_number 1 6%nat
        | at_ [1%nat] (constant 0) same_number 1 0%nat
        | at_ [1%nat] (constant (1 # 2)) same_number 1 6%nat
        | at_ [1%nat] first_coordinate not_monotone 1 6%nat
        | at_ [1%nat] (constant 0) same_number 0 6%nat ].

Lemma same_proper u v : (u == v)%Q -> (same_number u == same_number v)%Q. Proof. auto. Qed.
Lemma not_monotone_proper u v : (u == v)%Q -> (not_monotone u == not_monotone v)%Q.
Proof.
  intros E. unfold not_monotone. rewrite (f_proper (K := K) 1 [u] [v]); [reflexivity | exact E].
Qed.

(** Why a network does not fail where it is perturbed: it is right everywhere, or nothing is asked, or it is not
  perturbed. *)
Ltac calm _ :=
  lazymatch goal with
  | |- exists k : nat, _ => exists 0%nat, (@nil Q); intros; lia
  | |- forall (k : nat) (y : _), _ -> _ -> (norm y <= -1 # 1)%F -> _ => intros k y ? ? h; exfalso;
    exact (norm_not_negative _ h)
  | |- forall (k : nat) (y : _), _ -> _ -> (norm y < _)%F -> _ => intros k y ? ? h; exfalso;
    exact (norm_not_below_0 _ h)
  | |- context [fails same_number (constant 5) _ _ = true] => intros; exact (constant_fails _ _)
  | |- context [fails same_number (constant 5) _ _ = false -> False] => intros ? ? ? ? ? E;
    rewrite constant_fails in E; discriminate E
  | |- context [fails same_number (constant 5) _ _ <> false] => intros ? ? ? ? ? E; rewrite constant_fails in E;
    discriminate E
  | |- context [fails same_number (constant 0%Q) 0%Q _ = false] => intros; exact (constant_0_right _)
  | |- context [fails _ (constant _)] => intros k y h; exfalso; clear - h; lia
  | |- forall (k : nat) (y : _), @?A k -> _ -> _ -> fails ?g ?phi ?a _ = _ =>
      refine (stable_0 g phi a A _ _);
      [first [exact same_proper | exact not_monotone_proper] | up_to_bound]
  | |- context [fails] => fail
  | |- _ => fact
  end.

Ltac refute_Instability_A6_accurate_and_stable m :=
  pose proof same_monotone;
  let at_ N phi g a delta n := (specialize (m K 2%nat N phi g a delta n); met_by calm m; absurdity m) in
  first [ at_ [1%nat] (constant 0) same_number 0 0 20%nat | at_ [1%nat] (constant 0) same_number 1 0 0%nat
        | at_ [1%nat] (constant 2) same_number 1 0 20%nat
        | at_ [1%nat] (constant 5) same_number 1 0 20%nat | at_ [1%nat] (constant 5) same_number 1 (-1 # 1) 20%nat
        | at_ [3%nat] right_5 same_number 1 0 5%nat | at_ [1%nat] right_5 same_number 1 0 5%nat
        | at_ [3%nat] right_2_to_6 same_number 1 0 6%nat | at_ [3%nat] right_5 same_number 1 0 6%nat
        | at_ [1%nat] first_coordinate not_monotone 1 0 6%nat ].

(** ** A3: right_5 fails at none of five points, a constant at all; a fifth point has to fail for P = 4 *)

Ltac refute_Instability_A3_universal_instability m :=
  pose proof same_monotone; pose proof step_monotone;
  let at_ N phi g a delta t n := (specialize (m K 2%nat N phi g a delta t n); absurdity m) in
  first [ at_ [3%nat] right_5 same_number 1 0 0 5%nat | at_ [1%nat] right_5 same_number 1 0 0 5%nat
        | at_ [1%nat] (constant (1 # 2)) same_number 1 0 0 6%nat
        | at_ [1%nat] (constant 0) same_number 1 0 0 0%nat | at_ [1%nat] (constant 0) same_number 1 0 0 20%nat
        | at_ [1%nat] (constant 1) same_number 1 0 0 20%nat | at_ [1%nat] (constant 0) same_number 0 0 0 6%nat
        | at_ [1%nat] (constant 0) same_number 1 0 5 6%nat | at_ [1%nat] (constant 0) same_number 1 0 (-5 # 1) 6%nat
        | at_ [1%nat] first_coordinate not_monotone 1 0 0 6%nat
        | at_ [3%nat] right_moved step (2 # 5) 0 (-1 # 378) 6%nat ].

Ltac refute_Instability_A3_breaks m :=
  pose proof same_monotone; pose proof step_monotone;
  let at_ N phi g a delta n := (specialize (m K 2%nat N phi g a delta n); absurdity m) in
  first [ at_ [3%nat] right_5 same_number 1 0 5%nat | at_ [1%nat] right_5 same_number 1 0 5%nat
        | at_ [1%nat] (constant (1 # 2)) same_number 1 0 6%nat | at_ [1%nat] (second_coordinate 1) same_number 1 1 6%nat
        | at_ [1%nat] (second_coordinate 1) same_number 1 1 8%nat | at_ [1%nat] (constant 0) same_number 1 0 0%nat
        | at_ [3%nat] (tiny_zigzag_of 1) same_number 1 1 6%nat | at_ [2%nat] or_far step 1 1 5%nat
        | at_ [1%nat] (constant 0) same_number 0 0 6%nat | at_ [3%nat] right_5 same_number 1 0 6%nat
        | at_ [3%nat] right_2_to_6 same_number 1 0 6%nat
        | at_ [1%nat] first_coordinate not_monotone 1 0 6%nat ].

Ltac refute_Instability_A3_one_vector m :=
  pose proof same_monotone; pose proof step_monotone;
  let at_ N phi g a delta t n q := (specialize (m K 2%nat N phi g a delta t n q); met m; absurdity m) in
  (** Far out z^k + eta is left of 0. *)
  let far k := (specialize (m K 2%nat [1%nat] (constant 0) same_number 1 (eps (K := K) 6) (-1 # 378) 6%nat 1%nat);
    met m;
    let s := fresh "s" in let h := fresh in
    destruct m as (s & h & _ & _ & m); specialize (m k); destruct h; subst s; vm_compute in m; discriminate m) in
  (** How many fail. *)
  let counted phi g := (specialize (m K 2%nat [1%nat] phi g 1 (eps (K := K) 6) 0 6%nat 1%nat); met m;
    let s := fresh "s" in let h := fresh in
    destruct m as (s & h & _ & m & _); destruct h; subst s; absurd_by_computing m) in
  first [ counted (constant 0) same_number | counted first_coordinate not_monotone
        | at_ [1%nat] (constant 0) same_number 1 (eps (K := K) 6) (eps (K := K) 6) 6%nat 1%nat
        | at_ [1%nat] (second_coordinate 378) same_number 1 (eps (K := K) 6) 0 6%nat 1%nat
        | at_ [1%nat] (inverse 378) same_number 1 (eps (K := K) 6) 0 6%nat 1%nat
        | at_ [3%nat] (tiny_zigzag_of 378) same_number 1 (eps (K := K) 6) 0 6%nat 1%nat
        | at_ [3%nat] right_5 same_number 1 (eps (K := K) 3) 0 3%nat 1%nat
        | at_ [3%nat] right_5 same_number 1 (eps (K := K) 5) 0 5%nat 1%nat
        | at_ [3%nat] right_5 same_number 1 (eps (K := K) 4) 0 4%nat 0%nat
        | at_ [1%nat] right_5 same_number 1 (eps (K := K) 5) 0 5%nat 1%nat
        | at_ [1%nat] (constant (1 # 2)) same_number 1 (eps (K := K) 6) 0 6%nat 1%nat
        | at_ [1%nat] (constant 0) same_number 1 5 0 6%nat 1%nat
        | at_ [1%nat] (constant 0) same_number 1 (eps (K := K) 6) 5 6%nat 1%nat
        | at_ [1%nat] (constant 0) same_number 0 (eps (K := K) 6) 0 6%nat 1%nat
        | at_ [1%nat] (constant 0) same_number 1 0 0 6%nat 1%nat
        | at_ [1%nat] (constant 0) same_number 1 (eps (K := K) 6) 0 6%nat 1%nat
        | at_ [3%nat] right_moved step (2 # 5) (eps (K := K) 6) (-1 # 378) 6%nat 1%nat
        | far 500%nat ].

(** ** B0 *)

Ltac refute_Instability_B0_error_at_least_half m :=
  let at_ N phi a r := (specialize (m K 2%nat N phi a r); met m) in
  let none _ := (let j := fresh in let L := fresh in destruct m as (j & L & m);
    destruct j as [| j]; [first [exfalso; lia | absurdity m] |]; do 8 (destruct j as [| j]; [first [exfalso;
      lia | absurdity m] |]); exfalso; lia) in
  first
    [ at_ [1%nat] (constant 5) 1 6%nat; none ()
    | at_ [3%nat] right_5 1 5%nat; none () | at_ [1%nat] right_5 1 5%nat; none ()
    | at_ [3%nat] right_2_to_6 1 6%nat; none () | at_ [3%nat] right_5 1 6%nat; none ()
    | at_ [1%nat] (constant (1 # 2)) 1 6%nat; none () | at_ [1%nat] (constant 0) 0 6%nat; none ()
    | at_ [1%nat] (constant 0) 1 1%nat; none () | at_ [1%nat] (constant 0) 1 6%nat; absurdity m
    | at_ [1%nat] (constant 0) 1 6%nat; specialize (m 1%nat); absurdity m ].
