(** * Mutants of T1 and T2: the inequalities of a certificate are decided, and certificates are small

    Over the rational numbers each family of inequalities of T1 and T2, for finitely many rows and columns, is decided by
    computing.  So each mutant of the two examples is refuted, or it holds. *)

From Coq Require Import ZArith QArith Qabs List Lqa Lia PeanoNat Bool.
From Barriers Require Import OrderedFields Archimedean LinearSystems Regressions TrustRegression Programs TrustProgram.
From Barriers Require TrustRational TrustExamples.
From Mutants Require Import Verdicts.
Import ListNotations.
Open Scope Q_scope.
Canonical Structure Q_field.

(** ** Decisions *)

Definition below_Q (x y : Q) : bool := negb (Qle_bool y x).
Lemma below_Q_iff x y : below_Q x y = true <-> (x < y)%Q.
Proof.
  unfold below_Q. rewrite negb_true_iff. split; intros H.
  - apply Qnot_le_lt. intros L. apply Qle_bool_iff in L. congruence.
  - destruct (Qle_bool y x) eqn:E; [| reflexivity]. apply Qle_bool_iff in E. exfalso. lra.
Qed.

(** A claim and the Boolean value that says whether it is true. *)
Record decision := { claim : Prop; answer : bool; right : claim <-> answer = true }.
Lemma shown (D : decision) P : (claim D <-> P) -> answer D = true -> P.
Proof. intros C E. apply C, (right D), E. Qed.
Lemma contradicted (D : decision) P : (claim D <-> P) -> answer D = false -> ~ P.
Proof. intros C E H. apply C, (right D) in H. congruence. Qed.

Definition lt_of (x y : Q) : decision := {| claim := (x < y)%Q; right := iff_sym (below_Q_iff x y) |}.
Definition le_of (x y : Q) : decision := {| claim := (x <= y)%Q; right := iff_sym (Qle_bool_iff x y) |}.
Definition eq_of (x y : Q) : decision := {| claim := (x == y)%Q; right := iff_sym (Qeq_bool_iff x y) |}.
Definition less_of (i n : nat) : decision := {| claim := (i < n)%nat; right := iff_sym (Nat.ltb_lt i n) |}.
Definition same_of (i n : nat) : decision := {| claim := i = n; right := iff_sym (Nat.eqb_eq i n) |}.

Definition both (C D : decision) : decision.
Proof.
  refine {| claim := claim C /\ claim D; answer := answer C && answer D |}.
  rewrite andb_true_iff, (right C), (right D). reflexivity.
Defined.
Definition either (C D : decision) : decision.
Proof.
  refine {| claim := claim C \/ claim D; answer := answer C || answer D |}.
  rewrite orb_true_iff, (right C), (right D). reflexivity.
Defined.
Definition if_then (C D : decision) : decision.
Proof.
  refine {| claim := claim C -> claim D; answer := negb (answer C) || answer D |}.
  rewrite orb_true_iff, negb_true_iff, (right C), (right D).
  destruct (answer C), (answer D); intuition congruence.
Defined.
Definition denial (C : decision) : decision.
Proof. refine {| claim := ~ claim C; answer := negb (answer C) |}. rewrite negb_true_iff, (right C).
  destruct (answer C); intuition congruence. Defined.
Definition truth : decision. Proof. refine {| claim := True; answer := true |}. tauto. Defined.
Definition falsehood : decision. Proof. refine {| claim := False; answer := false |}. intuition congruence. Defined.

Definition each_in (S : list nat) (D : nat -> decision) : decision.
Proof.
  refine {| claim := forall i, In i S -> claim (D i); answer := forallb (fun i => answer (D i)) S |}.
  rewrite forallb_forall. split; intros H i Hi; apply (right (D i)), (H i Hi).
Defined.
Definition each_below (n : nat) (D : nat -> decision) : decision.
Proof.
  refine {| claim := forall i, (i < n)%nat -> claim (D i); answer := forallb (fun i => answer (D i)) (seq 0 n) |}.
  rewrite forallb_forall. split; intros H i Hi.
  - apply (right (D i)), H. apply in_seq in Hi. lia.
  - apply (right (D i)), H. apply in_seq. lia.
Defined.
(** The columns that are not in S. *)
Definition each_off (n : nat) (S : list nat) (D : nat -> decision) : decision.
Proof.
  refine {| claim := forall i, (i < n)%nat -> ~ In i S -> claim (D i);
    answer := forallb (fun i => if in_dec Nat.eq_dec i S then true else answer (D i)) (seq 0 n) |}.
  rewrite forallb_forall. split; intros H i Hi.
  - apply in_seq in Hi. destruct (in_dec Nat.eq_dec i S) as [T | T]; [reflexivity |]. apply (right (D i)), H; [lia | exact T].
  - intros T. specialize (H i ltac:(apply in_seq; lia)). destruct (in_dec Nat.eq_dec i S); [contradiction |].
    apply (right (D i)), H.
Defined.
Fixpoint all_distinct (S : list nat) : bool :=
  match S with [] => true | i :: rest => negb (existsb (Nat.eqb i) rest) && all_distinct rest end.
Definition distinct (S : list nat) : decision.
Proof.
  refine {| claim := NoDup S; answer := all_distinct S |}.
  induction S as [| i S IH]; cbn [all_distinct]; [split; constructor |].
  rewrite NoDup_cons_iff, andb_true_iff, negb_true_iff, IH, <- not_true_iff_false, existsb_exists.
  split; intros [N D]; (split; [| exact D]).
  - intros (j & H & E). apply Nat.eqb_eq in E. congruence.
  - intros H. apply N. exists i. split; [exact H | apply Nat.eqb_refl].
Defined.

(** Bounds of a column, of which each may be absent. *)
Definition bound_of (none : decision) (D : Q -> decision) (b : option Q) : decision :=
  match b with Some s => D s | None => none end.

(** ** T1 *)

Section Regression.
Variables (m n : nat) (weight ridge : nat -> Q_field) (A : nat -> nat -> Q_field) (y threshold eps : nat -> Q_field).
Variables (eps_y : Q_field) (g : nat -> Q_field) (S : list nat) (s x w : nat -> Q_field) (M N : nat -> nat -> Q_field).

Definition D1_1 : decision :=
  both (distinct S) (both (each_in S (fun i => both (less_of i n) (lt_of 0 (w i))))
    (each_in S (fun i => either (eq_of (s i) 1)
      (either (eq_of (s i) (- (1))) (both (eq_of (s i) 0) (both (eq_of (threshold i) 0) (eq_of (g i) 0))))))).
Definition D1_2 : decision := each_in S (fun i => lt_of (side_on m weight ridge A y threshold eps eps_y g S s x w M i) (w i)).
Definition D1_3 : decision := each_in S (fun i => if_then (denial (eq_of (s i) 0)) (lt_of (w i) (s i * x i))).
Definition D1_4 : decision :=
  each_off n S (fun j => lt_of (side_off m weight ridge A y threshold eps eps_y g S s x w N j + g j) (threshold j)).

Lemma is_T1_1 : claim D1_1 <-> T1_1 n threshold g S s w. Proof. reflexivity. Qed.
Lemma is_T1_2 : claim D1_2 <-> T1_2 m weight ridge A y threshold eps eps_y g S s x w M. Proof. reflexivity. Qed.
Lemma is_T1_3 : claim D1_3 <-> T1_3 S s x w. Proof. reflexivity. Qed.
Lemma is_T1_4 : claim D1_4 <-> T1_4 m n weight ridge A y threshold eps eps_y g S s x w N. Proof. reflexivity. Qed.
End Regression.

(** ** T2 *)

Section Program.
Variables (m n : nat) (lower upper : nat -> option Q_field) (A : nat -> nat -> Q_field) (b c : nat -> Q_field).
Variables (E : nat -> nat -> Q_field) (f g : nat -> Q_field) (B : list nat) (where_is : nat -> place).
Variables (x u w v : nat -> Q_field) (M : nat -> nat -> Q_field).

Let equal (bound : option Q) (t : Q) := bound_of falsehood (fun s => eq_of s t) bound.
Let bounds (j : nat) : decision :=
  match where_is j with
  | AtLower => both (equal (lower j) (x j)) (bound_of truth (fun s => le_of (x j) s) (upper j))
  | AtUpper => both (equal (upper j) (x j)) (bound_of truth (fun s => le_of s (x j)) (lower j))
  | Fixed => both (equal (lower j) (x j)) (equal (upper j) (x j))
  end.
Let strict (j : nat) : decision :=
  match where_is j with
  | AtLower => lt_of (cost_side m A E g B u v M j) (estimate m A c B u M j)
  | AtUpper => lt_of (cost_side m A E g B u v M j) (- estimate m A c B u M j)
  | Fixed => truth
  end.

Definition D2_1 : decision :=
  both (distinct B) (both (same_of (length B) m) (both (each_in B (fun i => both (less_of i n) (lt_of 0 (w i))))
    (both (each_below m (fun a => lt_of 0 (v a))) (each_off n B bounds)))).
Definition D2_2 : decision := each_in B (fun i => lt_of (primal_side m n A b E f B x w M i) (w i)).
Definition D2_3 : decision :=
  each_in B (fun i => both (bound_of truth (fun s => lt_of s (x i - w i)) (lower i))
    (bound_of truth (fun s => lt_of (x i + w i) s) (upper i))).
Definition D2_4 : decision := each_below m (fun a => lt_of (dual_side m A c E g B u v M a) (v a)).
Definition D2_5 : decision := each_off n B strict.

Lemma is_T2_1 : claim D2_1 <-> T2_1 m n lower upper B where_is x w v.
Proof.
  unfold T2_1, D2_1. cbn [claim both distinct same_of each_in each_below each_off less_of lt_of].
  assert (P : forall j, claim (bounds j) <-> match where_is j with
    | AtLower => equals (lower j) (x j) /\ at_most (upper j) (x j)
    | AtUpper => equals (upper j) (x j) /\ at_least (lower j) (x j)
    | Fixed => equals (lower j) (x j) /\ equals (upper j) (x j)
    end); [| setoid_rewrite P; reflexivity].
  intros j. unfold bounds, equals, at_most, at_least. destruct (where_is j), (lower j), (upper j); reflexivity.
Qed.
Lemma is_T2_2 : claim D2_2 <-> T2_2 m n A b E f B x w M. Proof. reflexivity. Qed.
Lemma is_T2_3 : claim D2_3 <-> T2_3 lower upper B x w.
Proof.
  unfold T2_3, D2_3. cbn [claim each_in both]. split; intros H i Hi; specialize (H i Hi); unfold above, under in *;
    destruct (lower i), (upper i); exact H.
Qed.
Lemma is_T2_4 : claim D2_4 <-> T2_4 m A c E g B u v M. Proof. reflexivity. Qed.
Lemma is_T2_5 : claim D2_5 <-> T2_5 m n A c E g B where_is u v M.
Proof.
  unfold T2_5, D2_5. cbn [claim each_off]. split; intros H j Hj Nj; specialize (H j Hj Nj); unfold strict in *;
    destruct (where_is j); exact H.
Qed.
End Program.

(** An inequality of a certificate is shown, or contradicted, by computing. *)
Ltac its_meaning P :=
  lazymatch P with
  | T1_1 _ _ _ _ _ _ => apply is_T1_1
  | T1_2 _ _ _ _ _ _ _ _ _ _ _ _ _ _ => apply is_T1_2
  | T1_3 _ _ _ _ => apply is_T1_3
  | T1_4 _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ => apply is_T1_4
  | T2_1 _ _ _ _ _ _ _ _ _ => apply is_T2_1
  | T2_2 _ _ _ _ _ _ _ _ _ _ => apply is_T2_2
  | T2_3 _ _ _ _ _ => apply is_T2_3
  | T2_4 _ _ _ _ _ _ _ _ _ => apply is_T2_4
  | T2_5 _ _ _ _ _ _ _ _ _ _ _ => apply is_T2_5
  end.
Ltac certify :=
  lazymatch goal with |- ?P => refine (shown _ P _ _); [its_meaning P | vm_compute; reflexivity] end.
Ltac uncertify h :=
  lazymatch type of h with
    ?P => refine (contradicted _ P _ _ h); [its_meaning P | vm_compute; reflexivity]
  end.

Ltac example_refuted m :=
  lazymatch type of m with
  | _ /\ _ => let a := fresh in let b := fresh in destruct m as [a b]; first [example_refuted a | example_refuted b]
  | _ => uncertify m
  end.
Ltac example_holds := repeat split_conjunction
with split_conjunction := lazymatch goal with |- _ /\ _ => split | _ => certify end.

Ltac refute_TrustExamples_T1_example m := example_refuted m.
Ltac refute_TrustExamples_T2_example m := example_refuted m.
Ltac prove_TrustExamples_T1_example := example_holds.
Ltac prove_TrustExamples_T2_example := example_holds.
