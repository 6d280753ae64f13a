(** * Refutations of mutants of B1, B4, B5 and of A2 on costs *)

From Coq Require Import ZArith QArith Qabs List Lia Lqa.
From Barriers Require Import OrderedFields Archimedean Networks Classification Alternation Instability StableNetwork.
From Barriers Require Import Minimisers.
From Barriers Require Zigzag Precision Uncountability.
From Mutants Require Import Verdicts Instances.
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

Ltac refute_Minimisers_B1_separation m :=
  assert (cost_function_within (K := K) 4 0 0 (@sup_cost K)) by exact (@sup_cost_within K 4);
  specialize (m K 2%nat [1%nat] 1 1 0 0 4%nat (@sup_cost K)); met m; cbv zeta in m;
  let m1 := fresh in let m2 := fresh in let m3 := fresh in let m4 := fresh in
  destruct m as (m1 & m2 & m3 & m4);
  first
    [ specialize (m3 halves halves_solve); absurdity m3
    | specialize (m4 halves (labels 4) halves_solve m1); absurdity m4
    | specialize (m2 (labels 4) m1); absurdity m2 ].
