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

(** ** A4: what follows from the theorem *)

Ltac given := first [eassumption | split; Lra.lra | Lra.lra | lia].

(** A network, for where a hypothesis is false. *)
Definition none : Reals.network := @Networks.Build_network R_field nil (@Networks.Build_neuron R_field nil 0).

(** More cuts than are needed do no harm. *)
Ltac prove_RealsUncountability_A4_intervals :=
  let from_theorem d N phi g a n more :=
    (let cuts := fresh "cuts" in let L := fresh in let C := fresh in
     destruct (A4_intervals d N phi g a n) as (cuts & L & C); [given | given | given |];
     exists (cuts ++ repeat 0 more); split;
     [ rewrite app_length, repeat_length, L; lia
     | intros; eapply C; try given; intros; match goal with H : _ |- _ => apply H, in_or_app; left; assumption end ]) in
  first
    [ exists 0%nat, nil, none, (fun y => y), 0, 0%nat;
      intros; exfalso; Lra.lra
    | intros; exfalso; Lra.lra
    | intros d N phi g a n; intros;
      first [from_theorem d N phi g a n 0%nat | from_theorem d N phi g a n 1%nat
            | from_theorem d N phi g a n (n * P N)%nat] ].

Ltac prove_RealsUncountability_A4_uncountable :=
  first
    [ exists 0%nat, nil, none, (fun y => y), 0, 0, 0, 0%nat;
      intros; exfalso; Lra.lra
    | intros; exfalso; Lra.lra
    | intros d N phi g a_0 delta r n; intros; apply (A4_uncountable d N phi g a_0 delta r n); given
    | let s := fresh "s" in let A := fresh "A" in let Hs := fresh in let Hn := fresh in let F := fresh in
      intros d N phi g a_0 delta r n; intros;
      destruct (A4_uncountable d N phi g a_0 delta r n) as (s & A & Hs & Hn & F);
        [given | given | given | given | given |];
      exists s, A; split; [destruct Hs; first [left; Lra.lra | right; Lra.lra] |]; split; [lia |];
      let ts := fresh "ts" in let bs := fresh "bs" in intros ts bs;
      let t := fresh "t" in let a := fresh "a" in let G := fresh in
      destruct (F ts bs) as (t & a & G); exists t, a; decompose [and] G;
      repeat split; try given; intros; match goal with H : _ |- _ => apply H; solve [given | Lra.lra] end ].
