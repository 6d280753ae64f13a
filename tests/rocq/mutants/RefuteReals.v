(** * Mutants of statements over the real numbers: ceilings and enumerations *)

From Coq Require Import ZArith QArith Qreals List Lia FunctionalExtensionality.
From Coq Require Import Raxioms RIneq Rbasic_fun Rfunctions R_sqrt Lra.
From Barriers Require Import OrderedFields Archimedean RealField.
From Barriers Require Import Networks Alternation Classification Instability Reals RealsUncountability.
From Mutants Require Import Verdicts.
Import ListNotations.
Open Scope R_scope.

(** ** The ceiling *)

Lemma ceiling_0 : Reals.ceiling 0 = 0%Z.
Proof.
  destruct (Reals.ceiling_least 0) as [A B]. apply le_IZR in A.
  assert (Reals.ceiling 0 < 1)%Z by (apply lt_IZR; lra). lia.
Qed.

Ltac refute_Reals_ceiling_least m := specialize (m 0%R); rewrite ceiling_0 in m; Lra.lra.
Ltac prove_Reals_ceiling_least :=
  first [ exists 0; exact (Reals.ceiling_least 0)
        | let x := fresh in intros x; pose proof (Reals.ceiling_least x); Lra.lra ].

(** ** Enumerations *)

(** The inner third of an interval has such a point, so no end is needed. *)
Lemma misses_inside (u : nat -> R) lo hi : lo < hi -> exists t, lo < t < hi /\ forall n, u n <> t.
Proof.
  intros L. destruct (misses_a_point u ((2 * lo + hi) / 3) ((lo + 2 * hi) / 3)) as (t & T & U); [lra |].
  exists t. split; [lra | exact U].
Qed.

Ltac refute_RealsUncountability_misses_a_point m :=
  let t := fresh "t" in let h := fresh in
  first
    [ destruct (m (fun _ => 0) 0 0 ltac:(Lra.lra)) as (t & ? & h); apply (h 0%nat); Lra.lra
    | destruct (m (fun _ => 0) 1 0) as (t & h & _); Lra.lra
    | destruct (m INR 0 1 ltac:(Lra.lra)) as (t & _ & h);
      pose proof (h 0%nat); pose proof (h 1%nat); simpl in *; Lra.lra
    | destruct (m (fun _ => 0) 0 1 ltac:(Lra.lra) 2) as (h & _); Lra.lra ].

Ltac prove_RealsUncountability_misses_a_point :=
  let t := fresh "t" in let h := fresh in let u := fresh in
  first
    [ exists (fun _ => 0), 0, 0; intros; Lra.lra
    | intros u lo hi L; destruct (misses_inside u lo hi L) as (t & h & ?); exists t; split; [Lra.lra | assumption] ].
