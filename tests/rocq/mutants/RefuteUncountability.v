(** * Refutations of mutants of A4_functions_differ; A4's label for many a holds for all a *)

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
  first [ at_ 1 2 (3 # 2) | at_ 1 2 3 | at_ 1 2 0 | at_ 1 (11 # 10) (7 # 10) | at_ 0 1 (1 # 2) | at_ 1 1 1 | at_ 1 2 (1
    # 2) ].

Ltac refute_Uncountability_label_for_many_a m :=
  let at_ x p := (specialize (m K 1 x 0 1%nat [p]); absurdity m) in
  first [ at_ (2 # 3) (2 # 3) | at_ (2 # 5) (2 # 5) | at_ 1 1 | at_ (2 # 3) 1 ].

(** For a <= 0 there is no such point. *)
Ltac prove_Uncountability_label_for_many_a :=
  intros K a x_1 r k p; intros; pose proof (Qnat_pos (K := K) k); pose proof (abs_nonneg (fsub (first p) x_1));
  first
    [ exfalso; fnra
    | destruct (lt_le_dec fzero a); [apply (Uncountability.label_for_many_a a x_1 r k p); assumption | exfalso; fnra] ].
