(** * Refutations of mutants of A4_functions_differ, of A7's one vector and of what attains A8; A4's label for many a
    holds for all a *)

From Coq Require Import ZArith QArith Qabs List Lia Lqa.
From Barriers Require Import OrderedFields Archimedean Networks Classification Alternation Instability.
From Barriers Require Uncountability RandomPoints Precision.
From Mutants Require Import Verdicts Instances.
Import ListNotations.
Open Scope Q_scope.
Canonical Structure Q_field.

(** ** A4 *)

Ltac refute_Uncountability_A4_functions_differ m :=
  let at_ a b x := (specialize (m K a b [x]); absurdity m) in
  first [ at_ 1 2 (3 # 2) | at_ 1 2 3 | at_ 1 2 0 | at_ 1 (11 # 10) (7 # 10) | at_ 0 1 (1 # 2) | at_ 1 1 1 | at_ 1 2 (1 # 2) ].

Ltac refute_Uncountability_label_for_many_a m :=
  let at_ x p := (specialize (m K 1 x 0 1%nat [p]); absurdity m) in
  first [ at_ (2 # 3) (2 # 3) | at_ (2 # 5) (2 # 5) | at_ 1 1 | at_ (2 # 3) 1 ].

(** For a <= 0 there is no such point. *)
Ltac prove_Uncountability_label_for_many_a :=
  intros K a x_1 r k p; intros; pose proof (Qnat_pos (K := K) k); pose proof (abs_nonneg (fsub (first p) x_1));
  first
    [ exfalso; fnra
    | destruct (lt_le_dec fzero a); [apply (Uncountability.label_for_many_a a x_1 r k p); assumption | exfalso; fnra] ].

(** ** A7: the points 1, ..., n, each drawn once *)

Ltac refute_RandomPoints_A7_universal_instability m :=
  pose proof same_monotone; pose proof step_monotone;
  let drawn N phi g a delta t l n M q := (specialize (m K 2%nat N phi g a delta t l n M q); met m; absurdity m) in
  let at_ N phi g a delta t n q := (let l := eval vm_compute in (seq 1 n) in drawn N phi g a delta t l n n q) in
  let far k := (specialize (m K 2%nat [1%nat] (constant 0) same_number 1 (eps (K := K) 6) (-1 # 378) (seq 1 6) 6%nat 6%nat 1%nat);
    met m; let s := fresh "s" in let h := fresh in
    destruct m as (s & h & _ & _ & m); specialize (m k); destruct h; subst s; vm_compute in m; discriminate m) in
  let counted phi g := (specialize (m K 2%nat [1%nat] phi g 1 (eps (K := K) 6) 0 (seq 1 6) 6%nat 6%nat 1%nat); met m;
    let s := fresh "s" in let h := fresh in
    destruct m as (s & h & _ & m & _); destruct h; subst s; absurd_by_computing m) in
  first [ counted (constant 0) same_number | counted first_coordinate not_monotone
        | at_ [1%nat] (constant 0) same_number 1 (eps (K := K) 6) (eps (K := K) 6) 6%nat 1%nat
        | at_ [1%nat] (second_coordinate 378) same_number 1 (eps (K := K) 6) 0 6%nat 1%nat
        | at_ [1%nat] (inverse 378) same_number 1 (eps (K := K) 6) 0 6%nat 1%nat
        | at_ [3%nat] (tiny_zigzag_of 378) same_number 1 (eps (K := K) 6) 0 6%nat 1%nat
        | at_ [3%nat] right_5 same_number 1 (eps (K := K) 3) 0 3%nat 1%nat
        | at_ [3%nat] right_5 same_number 1 (eps (K := K) 5) 0 5%nat 1%nat
        | at_ [1%nat] right_5 same_number 1 (eps (K := K) 5) 0 5%nat 1%nat
        | at_ [1%nat] (constant 0) same_number 1 5 0 6%nat 1%nat
        | at_ [1%nat] (constant 0) same_number 1 (eps (K := K) 6) 5 6%nat 1%nat
        | at_ [1%nat] (constant 0) same_number 0 (eps (K := K) 6) 0 6%nat 1%nat
        | at_ [1%nat] (constant 0) same_number 1 (eps (K := K) 6) 0 6%nat 1%nat
        | drawn [1%nat] (constant 0) same_number 1 (eps (K := K) 6) 0 (@nil nat) 6%nat 6%nat 1%nat
        | drawn [1%nat] (constant 0) same_number 1 (eps (K := K) 1) 0 [1; 2; 3; 4; 5; 6]%nat 1%nat 6%nat 1%nat
        | at_ [3%nat] right_moved step (2 # 5) (eps (K := K) 6) (-1 # 378) 6%nat 1%nat
        | far 500%nat ].

(** ** A8: shapes *)

Ltac refute_Precision_A8_attained m :=
  let at_ d N := (specialize (m K d N 1 0 0 (1 # 2)); met m) in
  first
    [ at_ 2%nat [0%nat]; wrong_shape m | at_ 2%nat (@nil nat); wrong_shape m | at_ 0%nat [1%nat]; wrong_shape m
    | at_ 2%nat [1%nat]; specialize (m (constant 5)); destruct m as (_ & _ & m); specialize (m 1%nat); absurdity m ].
