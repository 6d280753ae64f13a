(** * Mutants of T0 for regressions: costs that do not depend on some direction, with one to three columns *)

From Coq Require Import ZArith QArith Qabs List Lia Lqa PeanoNat.
From Barriers Require Import OrderedFields LinearSystems Regressions.
From Barriers Require Optimisation LinearPrograms Programs TrustExamples.
From Mutants Require Import Verdicts AnyColumns Coordinates RefuteLinearPrograms RefutePrograms.
Import ListNotations.
Open Scope Q_scope.

Canonical Structure Q_field.

(** ** T0_minimiser: 0 against 1, of negative weights or ridges; 1 against 0 *)

Ltac refute_Regressions_T0_minimiser m :=
  let at_ w r x z :=
    (specialize (m Q_field 1%nat 1%nat (all w) (all r)); met_by ltac:(fun _ => shown) m;
     specialize (m (matrix_of 1) (all 0) (all 0) (all x)); met_by ltac:(fun _ => shown) m;
     specialize (m (all z)); absurd_by_computing m) in
  first [at_ (-1 # 1) 0 0 1 | at_ 0 (-1 # 1) 0 1 | at_ 1 0 1 0].

(** ** T0_one_minimiser *)

(** What is assumed of the vector p, column by column. *)
Ltac pushed :=
  first
    [ exfalso; match goal with h : (_ < _)%nat |- _ => clear - h; lia end
    | exfalso; match goal with h : (_ == _)%F |- _ => clear - h; vm_compute in h; discriminate h end
    | clear; split; [vm_compute; discriminate |]; split;
      [ let o := fresh in intros o;
        first [ vm_compute; reflexivity | vm_compute; discriminate
              | exfalso; destruct o as [o | o]; first [apply o; vm_compute;
                first [reflexivity | discriminate] | vm_compute in o; discriminate o] ]
      | let o := fresh in intros o; first [exfalso; vm_compute in o; discriminate o | cbn; tauto] ] ].
Ltac pushes := let j := fresh "j" in intros j ? ? ?; destruct j as [| [| [| j]]]; pushed.
Ltac one_column :=
  first
    [ solve [intros e V j []]
    | intros e V j [<- | []]; specialize (V 0%nat); try specialize (V ltac:(lia)); try specialize (V ltac:(vm_compute;
      first [reflexivity | discriminate]));
      first [ change (1 * e 0%nat + 0 == 0) in V; change (e 0%nat == 0); lra | change (0 * e 0%nat + 0 == 1) in V;
        exfalso; lra ] ].
Ltac regressed := clear; first [solve [columns] | solve [pushes] | solve [one_column]].

Definition two (u v : Q) (j : nat) : Q := match j with O => u | _ => v end.
(** (1, 0), (1, 1), (1, -1): the first column is between the others. *)
Definition fan (a j : nat) : Q := match a, j with O, _ => 1 | _, O => 0 | _, 1%nat => 1 | _, _ => -1 end.
Definition unit (k j : nat) : Q := if (j =? k)%nat then 1 else 0.
Definition halves (j : nat) : Q := match j with O => 0 | _ => 1 # 2 end.

Lemma weights_cancel z : minimises 1 1 (all (-1)) (all 1) (matrix_of 1) (all 0) (all 0) z.
Proof.
  assert (E : forall z, cost 1 1 (all (-1)) (all 1) (matrix_of 1) (all 0) (all 0) z == 0).
  { intros v. unfold cost, residual. cbn -[Qmult Qplus fabs]. unfold all,
    matrix_of. generalize (fabs (v 0%nat)). intros t. cbn in t |- *. ring. }
  intros v. change (cost 1 1 (all (-1)) (all 1) (matrix_of 1) (all 0) (all 0) z <= cost 1 1 (all (-1)) (all 1)
    (matrix_of 1) (all 0) (all 0) v).
  rewrite !E. apply Qle_refl.
Qed.
Lemma ridges_cancel z : minimises 1 1 (all 1) (all (-1)) (matrix_of 1) (all 0) (all 0) z.
Proof.
  assert (E : forall z, cost 1 1 (all 1) (all (-1)) (matrix_of 1) (all 0) (all 0) z == 0).
  { intros v. unfold cost, residual. cbn -[Qmult Qplus fabs]. unfold all,
    matrix_of. generalize (fabs (v 0%nat)). intros t. cbn in t |- *. ring. }
  intros v. change (cost 1 1 (all 1) (all (-1)) (matrix_of 1) (all 0) (all 0) z <= cost 1 1 (all 1) (all (-1))
    (matrix_of 1) (all 0) (all 0) v).
  rewrite !E. apply Qle_refl.
Qed.

(** Told from the words: unification would evaluate the costs. *)
Ltac is_minimiser :=
  lazymatch goal with
  | |- minimises _ _ (all (-1 # 1)) _ _ _ _ _ => exact (weights_cancel _)
  | |- minimises _ _ _ (all (-1 # 1)) _ _ _ _ => exact (ridges_cancel _)
  | |- _ => apply T0_minimiser; shown
  end.
Ltac refute_Regressions_T0_one_minimiser m :=
  let at_ k n w r A y l x p T z :=
    (specialize (m Q_field k n (all w) (all r)); met_by ltac:(fun _ => regressed) m;
     specialize (m A y (all l) x); met_by ltac:(fun _ => regressed) m;
     specialize (m p T); met_by ltac:(fun _ => regressed) m; specialize (m z);
     lazymatch type of m with
     | minimises _ _ _ _ _ _ _ _ -> _ =>
         let o := fresh in lazymatch type of m with ?O -> _ => assert (o : O) by (clear; is_minimiser);
           specialize (m o) end
     | _ => idtac
     end; specialize (m 0%nat); absurd_at m) in
  let none := constr:(@nil nat) in let nought := constr:(all 0) in let one := constr:(matrix_of 1) in
  let flat k n w A T := (at_ k n w 0 A nought 0 nought nought T (all 5)) in
  first
    [ flat 0%nat 1%nat 1 one none | flat 0%nat 1%nat 1 one [0%nat] | flat 1%nat 1%nat 0 one [0%nat]
    | flat 1%nat 1%nat 1 (matrix_of 0) [0%nat] | flat 0%nat 0%nat 1 one none
    | at_ 1%nat 1%nat (-1 # 1) 1 one nought 0 nought nought none (all 5) | at_ 1%nat 1%nat 1 (-1 # 1) one nought 0
      nought nought none (all 5)
    | at_ 1%nat 1%nat 1 0 one nought 0 (all 5) nought none nought | at_ 0%nat 1%nat 1 0 one nought 1 nought nought
      none (all 5)
    | at_ 1%nat 2%nat 1 0 one (all (5 # 2)) (1 # 2) (all 1) (all (-1 # 1)) none (two 2 0)
    | at_ 1%nat 2%nat 1 0 one (all (-5 # 2)) (1 # 2) (all (-1 # 1)) (all 1) none (two (-2 # 1) 0)
    | at_ 1%nat 2%nat 1 0 one nought 0 nought (all 1) none (two 1 (-1 # 1))
    | at_ 2%nat 3%nat 1 0 fan (two 2 0) 1 (unit 0) (two 0 1) [0%nat] halves ].

Lemma one_minimiser_any {K : ordered_field} m n (weight ridge : nat -> K) A (y lambda x p : nat -> K) T :
  (forall a, (a < m)%nat -> (0 <= weight a)%F) -> (forall j, (j < n)%nat -> (0 <= ridge j)%F) ->
  optimality m n weight ridge A y lambda x ->
  (forall j, (j < n)%nat -> (fabs (correlation m n weight ridge A y x j) == lambda j)%F -> (ridge j == 0)%F ->
     (inner m weight (column A j) p * correlation m n weight ridge A y x j <= 0)%F /\
     (~ (x j == 0)%F \/ (lambda j == 0)%F -> (inner m weight (column A j) p == 0)%F) /\
     ((inner m weight (column A j) p == 0)%F -> In j T)) ->
  (forall e, (forall a, (a < m)%nat -> (0 < weight a)%F -> (over T (fun j => A a j * e j) == 0)%F) ->
     forall j, In j T -> (e j == 0)%F) ->
  forall z, minimises m n weight ridge A y lambda z -> forall j, (j < n)%nat -> (z j == x j)%F.
Proof.
  intros W R O Push Inj. apply (T0_one_minimiser m n weight ridge W R A y lambda x O p (once n T)).
  - apply once_distinct.
  - intros j H. apply once_in in H. apply H.
  - intros j Hj C Rj. destruct (Push j Hj C Rj) as (P1 & P2 & P3). split; [exact P1 |]. split; [exact P2 |].
    intros Z. apply once_in. split; [apply P3, Z | exact Hj].
  - intros e H. apply (independent_once (fun a => (a < m)%nat /\ (0 < weight a)%F) A n T).
    + intros e' H'. apply Inj. intros a Ha Wa. apply H'. split; assumption.
    + intros a [Ha Wa]. apply H; assumption.
Qed.
Ltac prove_Regressions_T0_one_minimiser :=
  intros F m n weight ridge W R A y lambda x O p T; intros;
  match goal with
  | Push : forall j, (j < n)%nat -> (fabs _ == _)%F -> _, Inj : forall e, (forall a, (a < m)%nat -> _ ->
    (_ == 0)%F) -> _,
    Min : minimises m n weight ridge A y lambda _ |- _ =>
      refine (one_minimiser_any m n weight ridge A y lambda x p T W R O Push _ _ Min _ _); [| assumption];
      let P := constr:(fun a => (a < m)%nat /\ (0 < weight a)%F) in
      let Inj' t := (let e := fresh in let h := fresh in intros e h; apply (Inj e); intros ? ? ?; apply h; split;
        assumption) in
      let h := fresh "h" in
      first
        [ exact Inj
        | let e := fresh "e" in intros e h;
          apply (independent_signs P A T); [Inj' tt | intros ? []; apply h; assumption]
        | let e := fresh "e" in let i := fresh "i" in intros e h ? i; exfalso; revert i; apply (empty_if_ones P A T);
          Inj' tt ]
  end.

(** ** The LASSO of C0 *)

(** |x| + (x - 1)^2 is least at 1/2. *)
Lemma half_minimises : Optimisation.minimiser (Optimisation.P2 1) 1 1 (matrix_of 1) (all 1) (all (1 # 2)).
Proof. apply TrustExamples.T0_p2. apply T0_minimiser; shown. Qed.
Ltac refute_TrustExamples_T0_p2 m :=
  specialize (m Q_field 1%nat 1%nat (matrix_of 1) (all 1) (all (1 # 2)) 1);
  let h := fresh in pose proof (proj1 m half_minimises) as h; clear m;
  let at_ z := (specialize (h (all z)); absurd_by_computing h) in
  first [at_ (3 # 4) | at_ 0 | at_ (1 # 4) | at_ 1 | at_ (2 # 3)].

(** ** D as a program with bounds *)

Ltac refute_TrustExamples_T0_d m :=
  first
    [ specialize (m Q_field 0%nat 0%nat 1 1 1 (@Sums.pair Q_field 0 1));
      let h := fresh in pose proof (proj1 m (between_optimal 0 1 ltac:(shown) ltac:(shown) ltac:(shown))) as h;
      destruct h as [[_ h] _]; absurd_at h
    | specialize (m Q_field 0%nat 0%nat 1 1 1 (all 1));
      lazymatch type of m with _ <-> ?O => let h := fresh in assert (h : O) by
        (apply (costless_optimal 1 3 (fun _ => Some 0) (fun _ => None)); shown);
        apply m in h; destruct h as [_ h]; specialize (h (@Sums.pair Q_field 0 1)); absurd_at h end ].
(** Twice the costs. *)
Ltac prove_TrustExamples_T0_d :=
  intros F m N alpha beta y1 x; rewrite TrustExamples.T0_d;
  let E := fresh in
  match goal with |- _ <-> Programs.optimal _ ?n _ _ _ _ ?c _ =>
    assert (E : forall z, (Programs.objective n c z == of_Q 2 * Programs.objective n (fun _ => fone) z)%F)
      by (intros z; unfold Programs.objective; rewrite <- over_scale; apply over_same; intros; fra) end;
  unfold Programs.optimal; split; intros [f b]; (split; [exact f |]); intros z Z; specialize (b z Z);
  rewrite ?E in *; fra.
