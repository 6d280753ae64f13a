(** * Refutations of mutants of A3's sharpness: A3 itself forbids to be better than the zigzag *)

From Coq Require Import ZArith QArith List Lia Lqa.
From Barriers Require Import OrderedFields Archimedean Networks Classification Alternation Instability.
From Mutants Require Import Verdicts Instances RefuteAttained.
Import ListNotations.
Open Scope Q_scope.
Canonical Structure Q_field.

(** What A3 says of a network of widths [3], for delta = 0. *)
Lemma at_least phi n : NN (K := Q_field) 2 [3%nat] phi ->
  (n <= 2 * (failing (K := K) 2 1 0 (fun y => y) phi n fzero fzero + failing (K := K) 2 1 0 (fun y => y) phi n fone
    fzero) + 5)%nat.
Proof.
  intros H. pose proof (A3_universal_instability (K := K) 2 [3%nat] phi (fun y => y) 1 0 fzero n H) as A.
  assert (M : monotone (K := K) (fun y => y)) by (left; auto). specialize (A M ltac:(split; discriminate)).
  assert (T : (fabs (@fzero K) <= eps n)%F).
  { apply (@le_trans K _ fzero); [discriminate | apply (@lt_le K), (@eps_pos K)]. }
  specialize (A T). change (P [3%nat]) with 4%nat in A. lia.
Qed.

Ltac other_widths m := specialize (m (constant 0)); destruct m as ((_ & _ & _ & m & _) & _); discriminate m.

(** Numbers of failing points, as the mutant and A3 name them: the same number where label and n are the same. *)
Ltac counts m A :=
  repeat match type of m with context [@failing ?F ?d ?a ?e ?g ?p ?n ?s ?t] =>
    let x := fresh "x" in set (x := @failing F d a e g p n s t) in m;
    let n' := eval vm_compute in n in let s' := eval vm_compute in (s : Q) in
    try match type of A with context [@failing ?F2 ?d2 ?a2 ?e2 ?g2 ?p2 ?n2 ?s2 ?t2] =>
      let n2' := eval vm_compute in n2 in let s2' := eval vm_compute in (s2 : Q) in
      constr_eq n' n2'; constr_eq s' s2'; change (@failing F2 d2 a2 e2 g2 p2 n2 s2 t2) with x in A end;
    clearbody x end.

Ltac refute_Zigzag_A3_attained m :=
  let at_ d w n := (specialize (m K d w 1 n); met m) in
  let phi := fresh "phi" in let nn := fresh "nn" in let A := fresh "A" in
  let few n := (at_ 2%nat 3%nat n; destruct m as (phi & nn & m); specialize (m 0);
    pose proof (at_least phi n nn) as A; change (P [3%nat]) with 4%nat in m; counts m A; lia) in
  first [ at_ 0%nat 3%nat 0%nat; wrong_shape m | at_ 2%nat 0%nat 0%nat; wrong_shape m
        | at_ 2%nat 2%nat 4%nat; destruct m as (phi & nn & m); specialize (m 0); pose proof (some_fail phi nn) as A;
          change (P [2%nat]) with 3%nat in m; counts m A; lia
        | at_ 2%nat 3%nat 0%nat; other_widths m | few 0%nat | few 5%nat | few 9%nat ].

Ltac refute_Zigzag_A3_not_lowered m :=
  let at_ d w q := (specialize (m K d w 1 q); met m) in
  let phi := fresh "phi" in let nn := fresh "nn" in let m0 := fresh "m" in let m1 := fresh "m" in let A := fresh "A" in
  let few q n := (at_ 2%nat 3%nat q; destruct m as (phi & nn & m);
    pose proof (m 0 fzero (or_introl eq_refl)) as m0; pose proof (m 0 fone (or_intror eq_refl)) as m1;
    pose proof (at_least phi n nn) as A; counts m0 A; counts m1 A; simpl in m0, m1; lia) in
  first [ at_ 0%nat 3%nat 1%nat; wrong_shape m | at_ 2%nat 0%nat 1%nat; wrong_shape m
        | at_ 2%nat 2%nat 1%nat; destruct m as (phi & nn & m); pose proof (some_fail phi nn) as A;
          pose proof (m 0 fzero (or_introl eq_refl)) as m0; pose proof (m 0 fone (or_intror eq_refl)) as m1;
          counts m0 A; counts m1 A; simpl in m0, m1; lia
        | at_ 2%nat 3%nat 1%nat; other_widths m | few 1%nat 5%nat | few 1%nat 6%nat | few 1%nat 7%nat | few 2%nat 9%nat
          ].
