(** * Independent columns, where a list names columns twice, or columns that there are not

    A column named k times counts k times; it is independent of others if k times it is, as k is not 0 in K. *)

From Coq Require Import ZArith QArith Lia PeanoNat List.
From Barriers Require Import OrderedFields LinearSystems.
Import ListNotations.
Open Scope field_scope.

Section Columns.
Context {K : ordered_field}.
Add Field K_f : (K_field K) (morphism (of_Q_morph K), constants [f_cst], setoid (K_setoid K) (K_ext K)).
Implicit Types (T U : list nat) (A : nat -> nat -> K) (e g : nat -> K).

Definition times_named T j : K := of_Z (Z.of_nat (count_occ Nat.eq_dec T j)).

Lemma named_more i T j : times_named (i :: T) j == unit_entry i j + times_named T j.
Proof.
  unfold times_named, unit_entry. simpl count_occ. destruct (Nat.eq_dec i j) as [-> | N].
  - rewrite Nat.eqb_refl, Nat2Z.inj_succ, <- Z.add_1_l, of_Z_add. reflexivity.
  - rewrite (proj2 (Nat.eqb_neq i j) N). ring.
Qed.
Lemma named_positive T j : In j T -> 0 < times_named T j.
Proof.
  intros H. unfold times_named. apply (count_occ_In Nat.eq_dec) in H.
  destruct (count_occ Nat.eq_dec T j) as [| k]; [lia |]. apply (of_Z_pos K (Pos.of_succ_nat k)).
Qed.

Lemma over_named T U g : NoDup U -> (forall i, In i T -> ~ In i U -> g i == 0) ->
  over T g == over U (fun j => times_named T j * g j).
Proof.
  intros D. induction T as [| i T IH]; intros Z.
  - symmetry. apply over_zero. intros j _. change (0 * g j == 0). ring.
  - simpl over at 1. rewrite IH by (intros; apply Z; simpl; auto).
    rewrite (over_same U (fun j => times_named (i :: T) j * g j) (fun j =>
      unit_entry i j * g j + times_named T j * g j))
      by (intros; rewrite named_more; ring).
    rewrite over_plus. apply fadd_proper; [| reflexivity]. destruct (in_dec Nat.eq_dec i U) as [H | H].
    + symmetry. apply over_pick; assumption.
    + rewrite (Z i (or_introl eq_refl) H). symmetry. apply over_zero. intros j Hj. unfold unit_entry.
      destruct (Nat.eqb_spec i j); [subst; contradiction | ring].
Qed.

(** Those of the named columns that there are, once each. *)
Definition once n T : list nat := nodup Nat.eq_dec (filter (fun j => (j <? n)%nat) T).
Lemma once_in n T j : In j (once n T) <-> In j T /\ (j < n)%nat.
Proof. unfold once. rewrite nodup_In, filter_In, Nat.ltb_lt. reflexivity. Qed.
Lemma once_distinct n T : NoDup (once n T).
Proof. apply NoDup_nodup. Qed.

Lemma independent_once (P : nat -> Prop) A n T :
  (forall e, (forall a, P a -> over T (fun j => A a j * e j) == 0) -> forall j, In j T -> e j == 0) ->
  forall e, (forall a, P a -> over (once n T) (fun j => A a j * e j) == 0) -> forall j, In j (once n T) -> e j == 0.
Proof.
  intros Inj e H j Hj. set (U := once n T) in *.
  set (e' := fun j => if in_dec Nat.eq_dec j U then e j * / times_named T j else 0).
  assert (E : forall i, In i U -> times_named T i * e' i == e i).
  { intros i Hi. unfold e'. destruct (in_dec Nat.eq_dec i U); [| contradiction].
    pose proof (named_positive T i (proj1 (proj1 (once_in n T i) Hi))) as Pos. field. fra. }
  rewrite <- (E j Hj). rewrite (Inj e'); [ring | | apply (once_in n T j), Hj].
  intros a Pa. rewrite (over_named T U); [| apply once_distinct |].
  - rewrite <- (H a Pa). apply over_same. intros i Hi. rewrite <- (E i Hi). ring.
  - intros i _ N. unfold e'. destruct (in_dec Nat.eq_dec i U); [contradiction | ring].
Qed.

(** Numbers <= 0, for e and for -e, are 0. *)
Lemma independent_signs (P : nat -> Prop) A T :
  (forall e, (forall a, P a -> over T (fun j => A a j * e j) == 0) -> forall j, In j T -> e j <= 0) ->
  forall e, (forall a, P a -> over T (fun j => A a j * e j) == 0) -> forall j, In j T -> e j == 0.
Proof.
  intros Inj e H j Hj. pose proof (Inj e H j Hj) as L.
  assert (L' : - (1) * e j <= 0); [| fra]. apply (Inj (fun i => - (1) * e i)); [| exact Hj].
  intros a Pa. rewrite (over_same T _ (fun i => - (1) * (A a i * e i))) by (intros; ring).
  rewrite over_scale, (H a Pa). ring.
Qed.

(** That all e that vanish are 1 on T says that T is empty. *)
Lemma empty_if_ones (P : nat -> Prop) A T :
  (forall e, (forall a, P a -> over T (fun j => A a j * e j) == 0) -> forall j, In j T -> e j == 1) -> forall j,
    ~ In j T.
Proof.
  intros Inj j Hj. pose proof (Inj (fun _ => 0)) as E. specialize (E ltac:(intros; apply over_zero; intros; ring) j Hj).
  cbv beta in E. fra.
Qed.
End Columns.
