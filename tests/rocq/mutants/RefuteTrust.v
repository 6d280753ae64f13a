(** * Mutants of T1 and T2: the inequalities of a certificate are decided, and certificates are small

    Over the rational numbers each family of inequalities of T1 and T2, for finitely many rows and columns, is decided
      by
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
  - apply in_seq in Hi. destruct (in_dec Nat.eq_dec i S) as [T | T]; [reflexivity |]. apply (right (D i)), H;
    [lia | exact T].
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
Definition D1_2 : decision := each_in S (fun i => lt_of (side_on m weight ridge A y threshold eps eps_y g S s x w M i)
  (w i)).
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

(** ** Boxes *)

Lemma each_below_both (m n : nat) (P : nat -> nat -> Prop) :
  (forall a, (a < m)%nat -> forall j, (j < n)%nat -> P a j) <-> (forall a j, (a < m)%nat -> (j < n)%nat -> P a j).
Proof. split; intros H; [intros a j Ha Hj; exact (H a Ha j Hj) | intros a Ha j Hj; exact (H a j Ha Hj)]. Qed.

Section Boxes.
Variables (m n : nat) (A A' : nat -> nat -> Q_field).
Definition near_of (x' x r : Q) : decision := le_of (@fabs Q_field (x' - x)) r.
Definition matrix_near (E : nat -> nat -> Q) : decision :=
  each_below m (fun a => each_below n (fun j => near_of (A' a j) (A a j) (E a j))).

Variables (y threshold eps : nat -> Q_field) (eps_y : Q_field) (g y' l' : nat -> Q_field).
Definition D1_box : decision :=
  both (matrix_near (fun _ j => eps j)) (both (each_below m (fun a => near_of (y' a) (y a) eps_y))
    (each_below n (fun j => both (near_of (l' j) (threshold j) (g j)) (le_of 0 (l' j))))).
Lemma is_T1_box : claim D1_box <-> TrustRegression.in_box m n A y threshold eps eps_y g A' y' l'.
Proof.
  unfold D1_box, TrustRegression.in_box, matrix_near, near_of. cbn [claim both each_below le_of].
  rewrite each_below_both. reflexivity.
Qed.

Variables (b c : nat -> Q_field) (E : nat -> nat -> Q_field) (f b' c' : nat -> Q_field).
Definition D2_box : decision :=
  both (matrix_near E) (both (each_below m (fun a => near_of (b' a) (b a) (f a)))
    (each_below n (fun j => near_of (c' j) (c j) (g j)))).
Lemma is_T2_box : claim D2_box <-> TrustProgram.in_box m n A b c E f g A' b' c'.
Proof.
  unfold D2_box, TrustProgram.in_box, matrix_near, near_of. cbn [claim both each_below le_of].
  rewrite each_below_both. reflexivity.
Qed.
End Boxes.

(** ** Instances: what a theorem assumes is shown, and what it concludes looked at in column 0 *)

Ltac nonnegative :=
  let a := fresh in let H := fresh in
  first
    [ intros a H; vm_compute; discriminate
    | exists 9%nat; intros H; exfalso; cbv in H; lia ].
Ltac assumed :=
  lazymatch goal with
  | |- TrustRegression.in_box _ _ _ _ _ _ _ _ _ _ _ =>
      refine (shown _ _ (is_T1_box _ _ _ _ _ _ _ _ _ _ _) _); vm_compute; reflexivity
  | |- TrustProgram.in_box _ _ _ _ _ _ _ _ _ _ _ =>
      refine (shown _ _ (is_T2_box _ _ _ _ _ _ _ _ _ _ _) _); vm_compute; reflexivity
  | |- _ => first [certify | nonnegative]
  end.

(** The mutant at values, its hypotheses shown; what is left is its conclusion. *)
Notation "a ;; b" := (pair a b) (at level 98, right associativity).
Ltac at_values_by tac m vs :=
  lazymatch vs with
  | tt =>
      lazymatch type of m with
      | ?A -> ?B =>
          lazymatch type of A with
          | Prop => let a := fresh in assert (a : A) by (clear m; tac ()); specialize (m a); clear a;
            at_values_by tac m vs
          | _ => idtac
          end
      | _ => idtac
      end
  | ?v ;; ?rest =>
      lazymatch type of m with
      | ?A -> ?B =>
          lazymatch type of A with
          | Prop => let a := fresh in assert (a : A) by (clear m; tac ()); specialize (m a); clear a;
            at_values_by tac m vs
          | _ => specialize (m v); at_values_by tac m rest
          end
      | forall x, _ => specialize (m v); at_values_by tac m rest
      end
  end.
Ltac at_values m vs := at_values_by ltac:(fun _ => assumed) m vs.

(** All claims of a conclusion; each is then looked at in one column. *)
Ltac taken_apart m :=
  lazymatch type of m with
  | _ /\ _ => let a := fresh in let b := fresh in destruct m as [a b]; taken_apart a; taken_apart b
  | ex _ => let z := fresh "z" in destruct m as [z m]; taken_apart m
  | _ => idtac
  end.
Ltac premise := first [ assumption | lia | solve [cbn; tauto] | solve [vm_compute; congruence] ].
Ltac with_premises h :=
  lazymatch type of h with
  | ?A -> ?B =>
      lazymatch type of A with
      | Prop => let a := fresh in assert (a : A) by premise; specialize (h a); with_premises h
      | _ => idtac
      end
  | _ => taken_apart h
  end.
Ltac in_column j :=
  repeat match goal with
  | H : forall z : nat -> carrier Q_field, _ |- _ =>
      let h := fresh in pose proof (H (fun _ => 7 : carrier Q_field)) as h; clear H;
      lazymatch type of h with Regressions.minimises _ _ _ _ _ _ _ _ -> _ => clear h | Programs.optimal _ _ _ _ _ _ _ _
        -> _ => clear h | _ => idtac end
  | H : forall i : nat, _ |- _ =>
      let h := fresh in pose proof (H j) as h; clear H; first [with_premises h | clear h]
  end.
(** Arithmetic of the rational numbers, with absolute values; vectors count by their columns 0 and 1 alone. *)
Ltac rational :=
  unfold Regressions.cost, Regressions.correlation, Regressions.inner, Regressions.residual, Regressions.column,
    Programs.reduced_cost, Programs.objective, TrustRational.into, TrustRational.into2 in *;
  cbn [over below seq] in *;
  repeat match goal with
  | H : context [@of_Q Q_field ?q] |- _ =>
      let v := eval vm_compute in (@of_Q Q_field q) in change (@of_Q Q_field q) with v in H
  end;
  repeat match goal with
  | z : nat -> carrier Q_field |- _ =>
      generalize dependent (z 0%nat); intros; generalize dependent (z 1%nat); intros; clear z
  end;
  repeat match goal with
  | H : context [@fabs Q_field ?x] |- _ =>
      tryif has_variables x
      then (pose proof (@abs_spec Q_field x); generalize dependent (@fabs Q_field x); intros)
      else let v := eval vm_compute in (@fabs Q_field x) in change (@fabs Q_field x) with v in *
  end;
  in_Q; solve [intuition (first [lra | nra])].

(** ** T1: at most one row and one column, radii 0 *)

Definition all_are (v : Q) : nat -> Q_field := fun _ => v.
Definition all_entries (v : Q) : nat -> nat -> Q_field := fun _ _ => v.

(** N rows and columns, weight v, ridge mu, the entry A and the datum y, threshold t; the witness S, s, x, w, M;
  the datum
    y' of the box. *)
Ltac regression m N v mu A y t S s x w M y' :=
  at_values m (Q_field ;; N ;; N ;; all_are v ;; all_are mu ;; all_entries A ;; all_are y ;; all_are t ;; all_are 0 ;;
    (0 : carrier Q_field) ;; all_are 0 ;; S ;; all_are s ;; all_are x ;; all_are w ;; all_entries M ;; all_entries 0 ;;
    all_entries A ;; all_are y' ;; all_are t ;; tt).

(** A minimiser costs no more than a few other vectors. *)
Ltac minimal :=
  repeat match goal with
  | H : Regressions.minimises _ _ _ _ _ _ _ _ |- _ =>
      let at_ c := (let h := fresh in pose proof (H (all_are c)) as h; unfold all_are in h; revert h) in
      at_ 0; at_ 1; at_ 2; at_ 3; clear H
  end; intros.
Ltac concluded m :=
  first [ specialize (m (all_are 7)) | idtac ]; taken_apart m; minimal; in_column 0%nat;
  unfold all_are, all_entries in *; rational.
(** Beyond the columns a minimiser is anything. *)
Ltac not_the_only_one m :=
  let z := fresh "z" in let h := fresh in let u := fresh in
  destruct m as (z & (_ & u) & _);
  assert (h : forall j, (j <= 0)%nat -> (z j + 1 == z j)%Q);
  [ intros j Hj; apply (u (fun i => z i + 1)%Q); solve [exact Hj | intros ?; apply Qle_refl | exact I]
  | specialize (h 0%nat (le_n 0)); lra ].

Ltac refute_regression m :=
  let in_S := constr:([0%nat]) in let no_S := constr:(@nil nat) in
  first
    [ regression m 1%nat 1 0 1 2 1 in_S 1 1 (1 # 2) 1 2; concluded m
    | regression m 0%nat 1 0 1 0 0 no_S 0 0 0 0 0; first [not_the_only_one m | concluded m]
    | regression m 1%nat 1 0 0 0 1 no_S 1 0 0 0 0; concluded m
    | regression m 1%nat 1 0 1 2 0 in_S 0 2 (1 # 2) 1 2; concluded m
    | regression m 1%nat (-1 # 1) 0 1 0 1 no_S 1 0 0 0 0; concluded m
    | regression m 1%nat 1 (-1 # 1) 0 0 1 no_S 1 0 0 0 0; concluded m
    | regression m 1%nat 1 0 1 2 1 in_S (1 # 2) (3 # 2) (1 # 4) 1 2; concluded m
    | regression m 1%nat 1 0 1 2 1 in_S 1 5 (1 # 2) 1 2; concluded m
    | regression m 1%nat 1 0 1 0 1 in_S 1 (-1 # 1) (1 # 2) 1 0; concluded m
    | regression m 1%nat 1 0 1 2 1 no_S 1 0 0 0 2; concluded m
    | regression m 1%nat 1 0 1 2 1 in_S 1 1 (1 # 2) 1 5; concluded m ].
Ltac refute_TrustRegression_T1_regression m := refute_regression m.
Ltac refute_TrustRational_T1_rational m := refute_regression m.

(** Off S a minimiser is 0 in all columns that there are; it can be 0 beyond. *)
Lemma zero_beyond {K : ordered_field} (m n : nat) (weight ridge : nat -> K) A y l z :
  Regressions.minimises m n weight ridge A y l z -> exists z',
    Regressions.minimises m n weight ridge A y l z' /\ (forall j, (j < n)%nat -> z' j = z j) /\
    (forall j, (n <= j)%nat -> (z' j == 0)%F) /\
    forall j, (j < n)%nat -> (Regressions.correlation m n weight ridge A y z' j ==
      Regressions.correlation m n weight ridge A y z j)%F.
Proof.
  pose (z' j := if (j <? n)%nat then z j else 0%F).
  assert (E : forall j, (j < n)%nat -> z' j = z j).
  { intros j Hj. unfold z'. apply Nat.ltb_lt in Hj. rewrite Hj. reflexivity. }
  assert (R : forall a, (Regressions.residual n A y z' a == Regressions.residual n A y z a)%F).
  { intros a. unfold Regressions.residual. rewrite (over_same (below n) _ (fun j => fmul (A a j) (z j)));
    [reflexivity |].
    intros j Hj. apply in_below in Hj. rewrite (E j Hj). reflexivity. }
  intros Min. exists z'. split; [| split; [exact E | split]].
  - intros x. assert (C : (Regressions.cost m n weight ridge A y l z' == Regressions.cost m n weight ridge A y l z)%F).
    { unfold Regressions.cost. apply fadd_proper; apply over_same; intros j Hj; [| rewrite R; reflexivity].
      apply in_below in Hj. rewrite (E j Hj). reflexivity. }
    rewrite C. apply Min.
  - intros j Hj. unfold z'. apply Nat.ltb_ge in Hj. rewrite Hj. reflexivity.
  - intros j Hj. unfold Regressions.correlation. rewrite (E j Hj).
    assert (I : (Regressions.inner m weight (Regressions.column A j) (Regressions.residual n A y z') ==
      Regressions.inner m weight (Regressions.column A j) (Regressions.residual n A y z))%F).
    { apply Regressions.inner_same; intros; [reflexivity | apply R]. }
    rewrite I. reflexivity.
Qed.

(** Of some witness the theorem tells the same. *)
Ltac some_witness :=
  intros K m n weight ridge V R;
  exists (fun _ _ => fzero), (fun _ => fzero), (fun _ => fzero), (fun _ => fzero), fzero, (fun _ => fzero), nil,
    (fun _ => fzero), (fun _ => fzero), (fun _ => fzero), (fun _ _ => fzero), (fun _ _ => fzero);
  intros; eapply T1_regression; eassumption.
Ltac zero_beyond_the_columns :=
  intros K m n weight ridge V R A y t eps e g S s x w M N H1 H2 H3 H4 A' y' l' Box;
  let z := fresh "z" in let Min := fresh "Min" in let One := fresh in let Off := fresh in let Near := fresh in
  let Sign := fresh in let Corr := fresh in
  destruct (T1_regression m n weight ridge V R A y t eps e g S s x w M N H1 H2 H3 H4 A' y' l' Box)
    as (z & (Min & One) & Off & Near & Sign & Corr);
  let z' := fresh "z" in let Min' := fresh in let E := fresh in let B := fresh in let C := fresh in
  destruct (zero_beyond _ _ _ _ _ _ _ z Min) as (z' & Min' & E & B & C); exists z';
  assert (Small : forall i, In i S -> (i < n)%nat) by (intros; apply H1; assumption);
  repeat split; intros;
  first
    [ exact Min' | rewrite E by auto; eauto
    | match goal with j : nat |- _ => destruct (Nat.le_gt_cases n j); [apply B; assumption | rewrite E by assumption;
      eauto] end
    | rewrite C by auto; eauto ].
Ltac prove_TrustRegression_T1_regression := solve [some_witness | zero_beyond_the_columns].
(** Of some data of the box, if any, the theorem tells the same. *)
Ltac some_data :=
  intros K; intros; exists (fun _ _ => fzero), (fun _ => fzero), (fun _ => fzero); intros;
  first [eapply TrustRational.T1_rational; eassumption | eapply TrustRational.T2_rational; eassumption].
Ltac zero_beyond_rational :=
  intros K m n weight ridge V R A y t eps e g S s x w M N H1 H2 H3 H4 A' y' l' Box;
  let z := fresh "z" in let Min := fresh "Min" in let One := fresh in let Off := fresh in let Near := fresh in
  let Sign := fresh in
  destruct (TrustRational.T1_rational m n weight ridge V R A y t eps e g S s x w M N H1 H2 H3 H4 A' y' l' Box)
    as (z & (Min & One) & Off & Near & Sign);
  let z' := fresh "z" in let Min' := fresh in let E := fresh in let B := fresh in let C := fresh in
  destruct (zero_beyond _ _ _ _ _ _ _ z Min) as (z' & Min' & E & B & C); exists z';
  assert (Small : forall i, In i S -> (i < n)%nat) by (intros; apply H1; assumption);
  repeat split; intros;
  first
    [ exact Min' | rewrite E by auto; eauto
    | match goal with j : nat |- _ => destruct (Nat.le_gt_cases n j); [apply B; assumption | rewrite E by assumption;
      eauto] end ].
Ltac prove_TrustRational_T1_rational := solve [some_data | zero_beyond_rational].

(** ** T2: at most one row, radii 0 *)

Definition no_bound : nat -> option Q_field := fun _ => None.
Definition bound_at (t : Q) : nat -> option Q_field := fun _ => Some t.
Definition in_two (first second : Q) : nat -> Q_field := fun j => match j with O => first | _ => second end.
Definition first_free : nat -> option Q_field := fun j => match j with O => None | _ => Some 0 end.

(** k rows, n columns, their lower bounds; A, b, c; the witness B, x, u, w, v, M; all columns off B at their lower
  bounds;
    A' is in the box. *)
Ltac linear_program m k n lower A b c B x u w v M A' :=
  at_values m (Q_field ;; k ;; n ;; lower ;; no_bound ;; all_entries A ;; all_are b ;; c ;; all_entries 0 ;;
    all_are 0 ;;
    all_are 0 ;; B ;; (fun _ : nat => AtLower) ;; x ;; all_are u ;; all_are w ;; all_are v ;; all_entries M ;;
    all_entries A' ;; all_are b ;; c ;; tt).

(** A' is injective: not for these e. *)
Ltac kernel :=
  first
    [ let a := fresh in let H := fresh in
      intros a H; first [exfalso; lia | destruct a; [vm_compute; first [reflexivity | discriminate] | exfalso; lia]]
    | exists 9%nat; let H := fresh in intros H; exfalso; cbv in H; lia ].
Ltac injective h :=
  let at_ e :=
    (let h' := fresh in pose proof (h (all_are e)) as h';
     lazymatch type of h' with
     | ?P -> ?R => let p := fresh in assert (p : P) by kernel; specialize (h' p)
     | _ => idtac
     end; specialize (h' 0%nat); with_premises h';
     match goal with E : _ |- _ => vm_compute in E; discriminate E end) in
  first [at_ 1 | at_ 0 | at_ (-1 # 1)].

(** A minimiser is feasible, and costs no more than a few other vectors. *)
Ltac is_feasible :=
  split; intros;
  [ match goal with a : nat |- _ => destruct a; [vm_compute; reflexivity | exfalso; lia] end
  | match goal with j : nat |- _ => destruct j as [| [| j]]; vm_compute; split; first [exact I | discriminate] end ].
Ltac optimal_solution :=
  match goal with
  | H : Programs.optimal ?m _ _ _ _ _ _ _ |- _ =>
      let F := fresh in let R := fresh in let B := fresh in let O := fresh in
      destruct H as [[R B] O];
      let at_ x := (try (let h := fresh in let f := fresh in
        pose proof (O x) as h; lazymatch type of h with ?P -> ?R => assert (f : P) by is_feasible end;
        specialize (h f); revert h)) in
      at_ (all_are 0); at_ (all_are 1); at_ (in_two (-1 # 1) 1); intros; clear O;
      try (let h := fresh in pose proof (R 0%nat ltac:(lia)) as h; revert h);
      try (let h := fresh in pose proof (B 0%nat ltac:(lia)) as h; revert h);
      try (let h := fresh in pose proof (B 1%nat ltac:(lia)) as h; revert h); intros; clear R B
  end.
Ltac solution m :=
  try (specialize (m (all_are 7))); try (specialize (m (all_are 7))); taken_apart m; try optimal_solution;
  in_column 0%nat;
  unfold all_are, all_entries, in_two, no_bound, bound_at, first_free, at_least, at_most, above, under,
    TrustRational.into_bound, option_map in *;
  rational.
(** Beyond the columns an optimum is anything. *)
Ltac not_the_only_optimum m :=
  let z := fresh "z" in let h := fresh in let u := fresh in let O := fresh in
  first [destruct m as (_ & z & ? & (O & u) & _) | destruct m as (_ & z & (O & u) & _)];
  assert (h : forall j, (j <= 0)%nat -> (z j + 1 == z j)%Q);
  [ intros j Hj; apply (u (fun i => z i + 1)%Q);
    solve [exact Hj | split; [split; intros; exfalso; lia | intros; apply Qle_refl] | exact I]
  | specialize (h 0%nat (le_n 0)); lra ].
Ltac program_concluded m :=
  first
    [ not_the_only_optimum m
    | let e := fresh in let s := fresh in destruct m as [e s]; first [injective e | clear e; solution s] ].

Ltac refute_program m :=
  let in_B := constr:([0%nat]) in let no_B := constr:(@nil nat) in
  let one x u b := (linear_program m 1%nat 1%nat no_bound 1 b (all_are 0) in_B (all_are x) u (1 # 2) (1 # 2) 1 1) in
  let none n lower c x := (linear_program m 0%nat n lower 0 0 (all_are c) no_B (all_are x) 0 0 0 0 0) in
  first
    [ one 0 0 0; program_concluded m
    | none 0%nat no_bound 0 0; program_concluded m | none 0%nat no_bound 1 0; program_concluded m
    | one (1 # 4) 0 0; program_concluded m | none 1%nat (bound_at 0) 1 0; program_concluded m
    | none 1%nat (bound_at 0) 1 5; program_concluded m | one 5 0 0; program_concluded m
    | linear_program m 1%nat 1%nat (bound_at 1) 1 0 (all_are 0) in_B (all_are 0) 0 (1 # 2) (1 # 2) 1 1;
      program_concluded m
    | one 0 5 0; program_concluded m | none 1%nat (bound_at 0) (-1 # 1) 0; program_concluded m
    | linear_program m 1%nat 1%nat no_bound 1 0 (all_are 0) in_B (all_are 0) 0 (1 # 2) (1 # 2) 1 0; program_concluded m
    | linear_program m 1%nat 2%nat first_free 1 0 (in_two 0 (-1 # 1)) in_B (all_are 0) (-4 # 1) (1 # 2) 1 (1 # 2) 1;
      program_concluded m ].
Ltac refute_TrustProgram_T2_program m := refute_program m.
Ltac refute_TrustRational_T2_rational m := refute_program m.

(** Beyond the columns an optimum can be x. *)
Lemma same_beyond {K : ordered_field} (m n : nat) (lower upper : nat -> option K) A b c z (x : nat -> K) :
  Programs.optimal m n lower upper A b c z -> exists z',
    Programs.optimal m n lower upper A b c z' /\ (forall j, (j < n)%nat -> z' j = z j) /\
    forall j, (n <= j)%nat -> (z' j == x j)%F.
Proof.
  pose (z' j := if (j <? n)%nat then z j else x j).
  assert (E : forall j, (j < n)%nat -> z' j = z j).
  { intros j Hj. unfold z'. apply Nat.ltb_lt in Hj. rewrite Hj. reflexivity. }
  assert (S : forall p : nat -> K, (over (below n) (fun j => fmul (p j) (z' j)) == over (below n) (fun j => fmul (p j)
    (z j)))%F).
  { intros p. apply over_same. intros j Hj. apply in_below in Hj. rewrite (E j Hj). reflexivity. }
  intros [[R B] Min]. exists z'. split; [| split; [exact E |]].
  - split; [split |].
    + intros a Ha. rewrite S. exact (R a Ha).
    + intros j Hj. rewrite (E j Hj). exact (B j Hj).
    + intros x' F. unfold Programs.objective at 1. rewrite S. exact (Min x' F).
  - intros j Hj. unfold z'. apply Nat.ltb_ge in Hj. rewrite Hj. reflexivity.
Qed.

Ltac on_signs Signs :=
  let j := fresh in let Hj := fresh in let Nj := fresh in
  intros j Hj Nj; specialize (Signs j Hj Nj);
  lazymatch type of Signs with context [match ?p with AtLower => _ | AtUpper => _ | Fixed => _ end] => destruct p end;
    first [exact I | exact Signs | fra].
Ltac with_small n E B :=
  first
    [ assumption | rewrite E by auto; eauto
    | match goal with j : nat |- _ => destruct (Nat.le_gt_cases n j); [apply B; assumption | rewrite E by assumption;
      eauto] end ].
Ltac prove_TrustProgram_T2_program :=
  intros K m n lower upper A b c E f g B where_is x u w v M H1 H2 H3 H4 H5 A' b' c' Box;
  let inj := fresh in let z := fresh "z" in let u' := fresh "u" in let O := fresh in let One := fresh in
  let Off := fresh in let Near := fresh in let U := fresh in let Red := fresh in let Signs := fresh in
  destruct (T2_program m n lower upper A b c E f g B where_is x u w v M H1 H2 H3 H4 H5 A' b' c' Box)
    as (inj & z & u' & (O & One) & Off & Near & U & Red & Signs);
  split; [exact inj |];
  let z' := fresh "z" in let O' := fresh in let E := fresh in let B' := fresh in
  destruct (same_beyond _ _ _ _ _ _ _ z x O) as (z' & O' & E & B');
  assert (Small : forall i, In i B -> (i < n)%nat) by (intros; apply H1; assumption);
  exists z', u';
  split; [split; [exact O' | intros; rewrite E by assumption; eauto] |];
  split; [intros; with_small n E B' |];
  split; [intros; rewrite E by auto; auto |];
  split; [exact U | split; [exact Red |]];
  first [exact Signs | on_signs Signs].
Ltac same_beyond_rational :=
  intros K m n lower upper A b c E f g B where_is x u w v M H1 H2 H3 H4 H5 A' b' c' Box;
  let inj := fresh in let z := fresh "z" in let O := fresh in let One := fresh in let Off := fresh in let Near := fresh in
  destruct (TrustRational.T2_rational m n lower upper A b c E f g B where_is x u w v M H1 H2 H3 H4 H5 A' b' c' Box)
    as (inj & z & (O & One) & Off & Near);
  split; [exact inj |];
  let z' := fresh "z" in let O' := fresh in let E := fresh in let B' := fresh in
  destruct (same_beyond _ _ _ _ _ _ _ z (TrustRational.into x) O) as (z' & O' & E & B');
  assert (Small : forall i, In i B -> (i < n)%nat) by (intros; apply H1; assumption);
  exists z';
  split; [split; [exact O' | intros; rewrite E by assumption; eauto] |];
  split; [intros; with_small n E B' | intros; rewrite E by auto; auto].
Ltac prove_TrustRational_T2_rational := solve [some_data | same_beyond_rational].
