(** * Mutants over the real numbers: ceilings, enumerations, and the lists and intervals of A4 *)

From Coq Require Import ZArith QArith Qreals List Lia.
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

(** ** A4: the constant network 0, with one neuron *)

Definition flat : Reals.network :=
  @Networks.Build_network R_field [[@Networks.Build_neuron R_field [0] 0]] (@Networks.Build_neuron R_field [0] 0).
Lemma flat_is : NN 1 [1%nat] flat.
Proof. repeat split; repeat constructor. discriminate. Qed.
Lemma same_monotone : Reals.monotone (fun y => y).
Proof. left. trivial. Qed.
Lemma eps_0 : Reals.eps 0 = 1 / 6.
Proof. unfold Reals.eps. simpl. field. Qed.
Lemma eps_1 : Reals.eps 1 = 1 / 28.
Proof. unfold Reals.eps. simpl. field. Qed.

(** Some t is none of finitely many cuts. *)
Lemma no_cut (cuts : list R) lo hi : lo < hi -> exists t, lo <= t <= hi /\ forall z, In z cuts -> z < t \/ t < z.
Proof.
  intros L. destruct (misses_a_point (fun i => nth i cuts 0) lo hi L) as (t & T & U). exists t. split; [exact T |].
  intros z Z. destruct (In_nth cuts z 0 Z) as (i & _ & E). specialize (U i). cbv beta in U. rewrite E in U.
  destruct (Rtotal_order z t) as [H | [H | H]]; [left; exact H | contradiction | right; exact H].
Qed.
