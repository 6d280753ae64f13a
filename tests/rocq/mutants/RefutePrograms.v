(** * Mutants of T0 for linear programs: one variable, at most one row *)

From Coq Require Import ZArith QArith Qabs List Lia Lqa PeanoNat.
From Barriers Require Import OrderedFields LinearSystems Programs.
From Mutants Require Import Verdicts AnyColumns Coordinates.
Import ListNotations.
Open Scope Q_scope.

Canonical Structure Q_field.

(** Every entry, cost or coordinate is the same number; bounds 0, or none. *)
Definition all (t : Q) (_ : nat) : Q := t.
Definition matrix_of (t : Q) (_ _ : nat) : Q := t.
Definition free (_ : nat) : option Q := None.
Definition at_0 (_ : nat) : option Q := Some 0.

(** Without costs what is feasible is optimal. *)
Lemma costless n x : objective (K := Q_field) n (all 0) x == 0.
Proof. apply (over_zero (K := Q_field)). intros. unfold all. cbn. ring. Qed.
Lemma costless_optimal m n lower upper A b (x : nat -> Q) : feasible m n lower upper A b x ->
  optimal m n lower upper A b (all 0) x.
Proof.
  intros F. split; [exact F |]. intros z _. pose proof (costless n x) as X. pose proof (costless n z) as Z.
  change (objective n (all 0) x <= objective n (all 0) z). rewrite X, Z. apply Qle_refl.
Qed.
(** The least of the numbers >= 0. *)
Lemma least_optimal : optimal (K := Q_field) 0 1 at_0 free (matrix_of 0) (all 0) (all 1) (all 0).
Proof.
  split; [shown |]. intros z [_ Z]. destruct (Z 0%nat ltac:(lia)) as [L _]. change (0 <= z 0%nat) in L.
  change (1 * 0 + 0 <= 1 * z 0%nat + 0). lra.
Qed.

(** ** T0_optimal *)

Ltac refute_Programs_T0_optimal m :=
  let at_ c x :=
    (specialize (m Q_field 0%nat 1%nat at_0 free (matrix_of 0) (all 0) (all c) (all x) (all 0));
      met_by ltac:(fun _ => shown) m) in
  first
    [ at_ 1 1; destruct m as [_ m]; specialize (m (all 0)); absurd_at m
    | at_ 0 (-1 # 1); destruct m as [[_ m] _]; absurd_at m ].

(** ** T0_infeasible, T0_unbounded *)

Ltac refute_Programs_T0_infeasible m :=
  let at_ n s :=
    (specialize (m Q_field 0%nat n free free (matrix_of 0) (all 0) (all 0) (all s));
      met_by ltac:(fun _ => first [exists 1%nat, 0; shown | shown]) m;
     apply (m (all 0)); shown) in
  first [at_ 0%nat 0 | at_ 1%nat (-1 # 1)].

Lemma row_1 (x : nat -> Q) : feasible 1 1 free free (matrix_of 1) (all 0) x -> x 0%nat == 0.
Proof. intros [R _]. specialize (R 0%nat ltac:(lia)). cbn in R. change (1 * x 0%nat + 0 == 0) in R. lra. Qed.
Lemma row_0 (x : nat -> Q) : ~ feasible 1 1 free free (matrix_of 0) (all 1) x.
Proof. intros [R _]. specialize (R 0%nat ltac:(lia)). change (0 * x 0%nat + 0 == 1) in R. lra. Qed.
Lemma below_0 (x : nat -> Q) : feasible 0 1 free at_0 (matrix_of 0) (all 0) x -> x 0%nat <= 0.
Proof. intros [_ B]. destruct (B 0%nat ltac:(lia)) as [_ U]. exact U. Qed.
Lemma above_0 (x : nat -> Q) : feasible 0 1 at_0 free (matrix_of 0) (all 0) x -> 0 <= x 0%nat.
Proof. intros [_ B]. destruct (B 0%nat ltac:(lia)) as [L _]. exact L. Qed.

Ltac refute_Programs_T0_unbounded m :=
  let at_ k l u a b c d :=
    (specialize (m Q_field k 1%nat l u (matrix_of a) (all b) (all c) (all 0) (all d));
      met_by ltac:(fun _ => shown) m) in
  let never c lemma_ :=
    (let x := fresh "x" in let F := fresh "F" in let L := fresh "L" in specialize (m (-5 # 1));
      destruct m as (x & F & L);
     change (c * x 0%nat + 0 < -5 # 1) in L; pose proof (lemma_ x F) as P; lra) in
  first
    [ at_ 1%nat free free 1 0 (-1 # 1) 1; never (-1 # 1) row_1 | at_ 1%nat free free 1 0 1 (-1 # 1); never 1 row_1
    | at_ 0%nat free at_0 0 0 (-1 # 1) 1; never (-1 # 1) below_0 | at_ 0%nat at_0 free 0 0 1 (-1 # 1); never 1 above_0
    | at_ 0%nat free free 0 0 0 0; never 0 (fun (x : nat -> Q) (_ : feasible 0 1 free free (matrix_of 0) (all 0) x) =>
      I)
    | at_ 1%nat free free 0 1 (-1 # 1) 1; specialize (m 0); let x := fresh "x" in let F := fresh "F" in
      destruct m as (x & F & _); exact (row_0 x F)
    | at_ 0%nat free free 0 0 1 (-1 # 1);
      let x := fresh "x" in destruct m as [x m]; specialize (m (objective 1 (all 1) x)); destruct m as [_ m];
        exact (Qlt_irrefl _ m)
    | at_ 0%nat free free 0 0 1 (-1 # 1); specialize (m (-5 # 1) (all 0)); absurd_at m ].
(** Of "there is a v": of all, by the theorem. *)
Ltac prove_Programs_T0_unbounded := intros; exists fzero; eapply T0_unbounded; eassumption.

(** ** T0_one_optimal *)

(** What is assumed of the columns: T is empty, or the column 0 with the entry 1. *)
Ltac independent :=
  first
    [ solve [intros e V j []]
    | intros e V j [<- | []]; specialize (V 0%nat); try specialize (V ltac:(lia));
      first [ change (1 * e 0%nat + 0 == 0) in V; change (e 0%nat == 0); lra | change (0 * e 0%nat + 0 == 1) in V;
        exfalso; lra ]
    | exists (all 0); intros; exact (Qeq_refl 0)
    | intros e H; exists 1%nat; intros h; exfalso; cbn in h; lia ].
Ltac in_T := first [ intros j h; exfalso; exact h | intros j h; cbn in h; lia | exists 5%nat; intros h; exfalso;
  cbn in h; lia ].
Ltac columns :=
  clear; first
    [ shown | lazymatch goal with
      | |- NoDup [] => exact (NoDup_nil _)
      | |- NoDup _ => exact (NoDup_cons _ (@in_nil _ _) (NoDup_nil _))
      | |- forall j, In j _ -> _ => in_T
      | |- _ => first [ solve [independent] | solve [intros j h r N; exfalso; destruct j; [apply N; left;
        reflexivity | lia]]
                      | exists 1%nat; intros h; exfalso; lia ]
      end ].

Ltac refute_Programs_T0_one_optimal m :=
  let at_ k n l a b c x T z fact_ :=
    (specialize (m Q_field k n l free (matrix_of a) (all b) (all c) (all x) (all 0)); met_by ltac:(fun _ => columns) m;
     specialize (m T); met_by ltac:(fun _ => columns) m; specialize (m (all z));
     try specialize (m fact_); specialize (m 0%nat); absurd_at m) in
  let none := constr:(@nil nat) in
  first
    [ at_ 0%nat 1%nat at_0 0 0 1 1 none 0 least_optimal
    | at_ 0%nat 1%nat free 0 0 0 0 none 5 (costless_optimal 0 1 free free (matrix_of 0) (all 0) (all 5) ltac:(shown))
    | at_ 1%nat 1%nat free 0 0 0 0 [0%nat] 5 (costless_optimal 1 1 free free (matrix_of 0) (all 0) (all 5) ltac:(shown))
    | at_ 0%nat 1%nat free 1 0 0 0 [0%nat] 5 (costless_optimal 0 1 free free (matrix_of 1) (all 0) (all 5) ltac:(shown))
    | at_ 0%nat 0%nat free 0 0 0 0 none 5 (costless_optimal 0 0 free free (matrix_of 0) (all 0) (all 5) ltac:(shown))
    | at_ 1%nat 1%nat free 1 1 0 0 [0%nat] 1 (costless_optimal 1 1 free free (matrix_of 1) (all 1) (all 1) ltac:(shown))
    | at_ 0%nat 1%nat at_0 0 0 1 0 none 5 I ].

(** The columns T may be named twice, or more than there are; that e is <= 0 says it of -e;
    that it is 1, that T is empty. *)
Lemma one_optimal_any {K : ordered_field} m n lower upper A (b c x u : nat -> K) T :
  feasible m n lower upper A b x ->
  (forall j, (j < n)%nat -> ((0 < reduced_cost m A c u j)%F -> equals (lower j) (x j)) /\
     ((reduced_cost m A c u j < 0)%F -> equals (upper j) (x j))) ->
  (forall j, (j < n)%nat -> (reduced_cost m A c u j == 0)%F -> ~ In j T ->
    equals (lower j) (x j) /\ equals (upper j) (x j)) ->
  (forall e, (forall a, (a < m)%nat -> (over T (fun j => A a j * e j) == 0)%F) -> forall j, In j T -> (e j == 0)%F) ->
  forall z, optimal m n lower upper A b c z -> forall j, (j < n)%nat -> (z j == x j)%F.
Proof.
  intros F C R Inj. apply (T0_one_optimal m n lower upper A b c x u F C (once n T)).
  - apply once_distinct.
  - intros j H. apply once_in in H. apply H.
  - intros j Hj Z N. apply (R j Hj Z). intros H. apply N, once_in. split; assumption.
  - apply (independent_once (fun a => (a < m)%nat)). exact Inj.
Qed.
Ltac prove_Programs_T0_one_optimal :=
  intros F m n lower upper A b c x u Fx C T; intros;
  match goal with
  | R : forall j, (j < n)%nat -> (reduced_cost m A c u j == 0)%F -> _,
    Inj : forall e, (forall a, (a < m)%nat -> (_ == 0)%F) -> _, O : optimal m n lower upper A b c _ |- _ =>
      refine (one_optimal_any m n lower upper A b c x u T Fx C R _ _ O _ _); [| assumption];
      first [ exact Inj | exact (independent_signs (fun a => (a < m)%nat) A T Inj)
            | let h := fresh in intros ? ? ? h; exfalso; exact (empty_if_ones (fun a => (a < m)%nat) A T Inj _ h) ]
  end.
