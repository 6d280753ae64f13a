(** * Mutants of J, X1 and X2 for general algorithms: one reading, over a probability space of three outcomes

    The field is Q.  An outcome is [Some true], [Some false] or [None], with given probabilities;
      so what happens with an
    algorithm is decided outcome by outcome.  An algorithm reads evaluation 0 at one level and answers. *)

From Coq Require Import QArith Qround Qabs List Lqa Lia PeanoNat.
From Barriers Require Import OrderedFields Archimedean ProbabilitySpaces Algorithms Computation.
From Barriers Require Import GeneralAlgorithms GeneralForks GeneralFields TrustBarriers VacuityComputation
  VacuityFields.
From Barriers Require VacuityGeneral.
From Mutants Require Import Verdicts Facts.
From Mutants Require RefuteComputation.
Import ListNotations.
Open Scope Q_scope.

Notation KQ := Q_archimedean.
Notation FQ := Q_field.

(** ** Probability spaces *)

Definition outcomes := option bool.
Definition mass (p q r : Q) (g : outcomes -> bool) : Q :=
  (if g (Some true) then p else 0) + (if g (Some false) then q else 0) + (if g None then r else 0).

Ltac by_masses :=
  unfold mass; repeat match goal with |- context [if ?g ?w then _ else _] => destruct (g w) eqn:? end;
  try lra; exfalso; auto; congruence.

Definition weighted (p q r : Q) (possible : 0 <= p /\ 0 <= q /\ 0 <= r /\ p + q + r == 1) : probability_space FQ.
Proof.
  refine {| outcome := outcomes; Pr := fun A (x : FQ) => exists g, (forall w, A w <-> g w = true) /\ x == mass p q r g
    |}.
  - exists (fun _ => true). split; [tauto |]. unfold mass. simpl. lra.
  - intros A B x y (g & EA & Ex) (h & EB & Ey) I. assert (L : forall w, g w = true -> h w = true).
    { intros w W. apply EB, I, EA, W. }
    change (x <= y). rewrite Ex, Ey. pose proof (L (Some true)). pose proof (L (Some false)). pose proof (L None).
    unfold mass. destruct (g (Some true)), (g (Some false)), (g None), (h (Some true)), (h (Some false)), (h None);
      try lra; exfalso; intuition congruence.
  - intros A B x y (g & EA & Ex) (h & EB & Ey). exists (mass p q r (fun w => g w && h w)%bool),
      (mass p q r (fun w => g w && negb (h w))%bool). split; [| split].
    + exists (fun w => g w && h w)%bool. split; [| reflexivity]. intros w.
      rewrite Bool.andb_true_iff, EA, EB. reflexivity.
    + exists (fun w => g w && negb (h w))%bool. split; [| reflexivity]. intros w.
      rewrite Bool.andb_true_iff, Bool.negb_true_iff, EA, EB, Bool.not_true_iff_false. reflexivity.
    + change (x == mass p q r (fun w => g w && h w)%bool + mass p q r (fun w => g w && negb (h w))%bool).
      rewrite Ex. unfold mass.
      destruct (g (Some true)), (g (Some false)), (g None), (h (Some true)), (h (Some false)), (h None); simpl; lra.
  - intros A B x E I (g & EB & Ex) U e He.
    assert (More : forall n n' w, (n <= n')%nat -> A n w -> A n' w) by (intros n n' w L; induction L; auto).
    assert (S : forall w, exists n, g w = true -> A n w).
    { intros w. destruct (g w) eqn:G; [| exists O; discriminate]. destruct (proj1 (U w) (proj2 (EB w) G)) as [n N].
      exists n. auto. }
    destruct (S (Some true)) as [n1 H1]. destruct (S (Some false)) as [n2 H2]. destruct (S None) as [n3 H3].
    exists (Nat.max n1 (Nat.max n2 n3)). destruct (E (Nat.max n1 (Nat.max n2 n3))) as (y & h & Eh & Ey).
    exists y. split; [exists h; auto |]. change (x - e < y). change (0 < e) in He. rewrite Ex, Ey.
    assert (L : forall w, g w = true -> h w = true).
    { intros [[|] |] W; apply Eh; [apply (More n1), H1, W | apply (More n2), H2, W | apply (More n3), H3, W]; lia. }
    pose proof (L (Some true)). pose proof (L (Some false)). pose proof (L None).
    unfold mass. destruct (g (Some true)), (g (Some false)), (g None), (h (Some true)), (h (Some false)), (h None);
      try lra; exfalso; intuition congruence.
Defined.

Ltac possible := repeat split; first [discriminate | reflexivity].
(** A sure outcome, a fair coin, three outcomes alike. *)
Definition sure : probability_space FQ. Proof. refine (weighted 1 0 0 _). possible. Defined.
Definition fair : probability_space FQ. Proof. refine (weighted (1 # 2) (1 # 2) 0 _). possible. Defined.
Definition third : probability_space FQ. Proof. refine (weighted (1 # 3) (1 # 3) (1 # 3) _). possible. Defined.

(** Outcome by outcome. *)
Definition dec (A : Prop) : Prop := A \/ ~ A.
Definition reach (A : Prop) (c : bool) : Prop := c = true -> A.
Definition bound (A : Prop) (c : bool) : Prop := A -> c = true.
Definition weight (p q r : Q) (a b c : bool) : Q := (if a then p else 0) + (if b then q else 0) + (if c then r else 0).

Section Weighted.
Context (p q r : Q) (possible : 0 <= p /\ 0 <= q /\ 0 <= r /\ p + q + r == 1).
Let P := weighted p q r possible.
Implicit Types (A : outcomes -> Prop).
Let pick (a b c : bool) (w : outcomes) : bool := match w with Some true => a | Some false => b | None => c end.

Lemma weighted_event A : dec (A (Some true)) -> dec (A (Some false)) -> dec (A None) -> event P A.
Proof.
  assert (E : forall a b c, (A (Some true) <-> a = true) -> (A (Some false) <-> b = true) -> (A None <-> c = true) ->
    event P A).
  { intros a b c EA EB EC. exists (mass p q r (pick a b c)), (pick a b c). split; [| reflexivity].
    intros [[|] |]; assumption. }
  assert (D : forall X, dec X -> exists c, X <-> c = true).
  { intros X [Y | N]; [exists true | exists false]; split; try discriminate; auto; contradiction. }
  intros DA DB DC. destruct (D _ DA) as [a EA]. destruct (D _ DB) as [b EB]. destruct (D _ DC) as [c EC]. eauto.
Qed.
Lemma weighted_reach A a b c x : reach (A (Some true)) a -> reach (A (Some false)) b -> reach (A None) c ->
  x <= weight p q r a b c -> at_least P A x.
Proof.
  intros EA EB EC L. exists (fun w => pick a b c w = true), (mass p q r (pick a b c)).
  split; [exists (pick a b c); split; [tauto | reflexivity] |]. split; [intros [[|] |]; assumption | exact L].
Qed.
Lemma weighted_bound A a b c x : at_least P A x ->
  bound (A (Some true)) a -> bound (A (Some false)) b -> bound (A None) c -> x <= weight p q r a b c.
Proof.
  intros H EA EB EC. apply (at_least_event P (fun w => pick a b c w = true) x (mass p q r (pick a b c))).
  - exists (pick a b c). split; [tauto | reflexivity].
  - revert H. apply at_least_within; [intros [[|] |]; assumption | apply le_refl].
Qed.
End Weighted.
Lemma reach_yes (A : Prop) : A -> reach A true. Proof. intros H _. exact H. Qed.
Lemma reach_no (A : Prop) : reach A false. Proof. intros H. discriminate. Qed.
Lemma bound_no (A : Prop) : ~ A -> bound A false. Proof. intros N H. contradiction. Qed.
Lemma bound_yes (A : Prop) : bound A true. Proof. intros _. reflexivity. Qed.

(** ** Algorithms *)

(** Read evaluation 0 at the level [l], and say what [g] makes of the outcome and of the reading, if it is something. *)
Definition ask {W M : Type} (l : nat) (g : W -> Q -> option M) (D : oracle -> Prop) : general_algorithm D W M.
Proof.
  refine {| halts := fun w o z read => g w (o O l) = Some z /\ read = [(O, l)] |}.
  - intros w o z z' read read' _ [E _] [E' _]. congruence.
  - intros w o o' z read _ _ A [E ->]. rewrite <- (A O l (or_introl eq_refl)). split; [exact E | reflexivity].
Defined.
Definition hits {M : Type} (G : M -> Prop) (x : option M) : Prop := match x with Some z => G z | None => False end.

Section Asked.
Context {W M : Type} (l : nat) (g : W -> Q -> option M) (D : oracle -> Prop) (o : oracle) (G : M -> Prop) (w : W).
Lemma ask_ends : ends (ask l g D) o G w <-> hits G (g w (o O l)).
Proof.
  split; [intros (z & read & [E _] & H); rewrite E; exact H |].
  intros H. destruct (g w (o O l)) as [z |] eqn:E; [| destruct H]. exists z, [(O, l)]. split; [split;
    [exact E | reflexivity] | exact H].
Qed.
Lemma ask_ends_by m : (l <= m)%nat -> ends_by m (ask l g D) o G w <-> hits G (g w (o O l)).
Proof.
  intros L. split; [intros (z & read & [E _] & H & _); rewrite E; exact H |].
  intros H. destruct (g w (o O l)) as [z |] eqn:E; [| destruct H]. exists z, [(O, l)].
  split; [split; [exact E | reflexivity] |]. split; [exact H |]. intros k n [X | []]. injection X as <- <-. exact L.
Qed.
Lemma ask_ends_dec m : dec (hits G (g w (o O l))) -> dec (ends_by m (ask l g D) o G w).
Proof.
  intros H. destruct (Nat.le_gt_cases l m) as [L | L].
  - destruct H as [H | H]; [left | right; intros X; apply H]; apply (ask_ends_by m L); assumption.
  - right. intros (z & read & [_ ->] & _ & Lv). specialize (Lv O l (or_introl eq_refl)). lia.
Qed.
Lemma ask_levels m : (l <= m)%nat -> reads_levels m (ask l g D) o.
Proof. intros L v z read [_ ->] k n [X | []]. injection X as <- <-. exact L. Qed.
End Asked.

(** Says [x]; or [x] and [y] on the coin's sides; or what a reading at level 2 says, near 0 or not. *)
Definition says {W M : Type} (x : M) := ask (W := W) O (fun _ _ => Some x).
Definition flips {M : Type} (x y : M) := ask O (fun w _ => Some (match w with Some true => x | _ => y end)).
Definition silent {W M : Type} := ask (W := W) (M := M) O (fun _ _ => None).
Definition near_far {W M : Type} (x y : M) := ask (W := W) 2 (fun _ v => if Qle_bool v (1 # 8) then Some x else Some y).

Definition yes_says := says (W := outcomes) true.
Definition no_says := says (W := outcomes) false.
Definition yes_always := says (W := unit) true.
Definition no_always := says (W := unit) false.
Definition silent_always := silent (W := unit) (M := bool).
Definition reads {M : Type} := near_far (W := outcomes) (M := M).
Definition tosses := flips true false.

(** ** Distances *)

Definition line_over : metric_over KQ Q.
Proof.
  refine {| close_by := fun x (r : KQ) y => Qabs (x - y) <= r |}.
  - intros x r y H. rewrite Qabs_Qminus. exact H.
  - intros x r y s z H G. change (Qabs (x - z) <= r + s).
    apply Qabs_Qle_condition in H. apply Qabs_Qle_condition in G. apply Qabs_Qle_condition. lra.
Defined.
Lemma halfway (S : Q -> Prop) : S 0 \/ S 1 -> within_of line_over (1 # 2 : KQ) S (1 # 2).
Proof.
  intros H e E. change (0 < e) in E.
  destruct H as [H | H]; eexists; (split; [exact H |]); apply (proj2 (Qabs_Qle_condition _ _));
    change (@fadd KQ (1 # 2) e) with ((1 # 2) + e); lra.
Qed.
Lemma line_apart (S T : Q -> Prop) : (forall x y, S x -> T y -> 1 <= Qabs (x - y)) -> at_distance line_over (1 : KQ) S
  T.
Proof. intros H s t r Ss Tt N. simpl in N. apply (Qle_trans _ _ _ (H s t Ss Tt) N). Qed.
(** Within 1, in the discrete metric: wherever there is a point. *)
Lemma anywhere (S : bool -> Prop) x : S true \/ S false -> within_of two_points (1 : KQ) S x.
Proof.
  intros H e E. change (0 < e) in E.
  destruct H as [H | H]; eexists; (split; [exact H |]); (split; [change (0 <= 1 + e); lra |]);
    intros L; change (1 + e < 1) in L; lra.
Qed.

(** ** What happens on an outcome *)

Ltac basic := cbn [fst snd hits]; first [exact I | reflexivity | tauto | congruence | lia | lra].
Ltac no_basic h := cbn [fst snd hits] in h; first [contradiction | discriminate h | congruence | lia | lra].

Ltac evaluated x := let y := eval vm_compute in x in y.
Ltac told y := lazymatch y with Some _ => idtac | None => idtac end.

Ltac yes :=
  cbv beta; cbn [fst snd];
  lazymatch goal with
  | |- True => exact I
  | |- _ /\ _ => split; yes
  | |- _ \/ _ => first [left; solve [yes] | right; solve [yes]]
  | |- ~ _ => let h := fresh in intro h; no h
  | |- hits ?G ?x => let y := evaluated x in told y; change (hits G y); cbn [hits]; yes
  | |- ends (ask _ _ _) _ _ _ => apply ask_ends; yes
  | |- general_flag ?t ?o ?G true => change (ends t o G tt); yes
  | |- general_flag ?t ?o ?G false => change (~ ends t o G tt); yes
  | |- within_of two_points _ _ _ => first [apply exactly; yes | apply anywhere; yes]
  | |- within_of line_over _ _ _ => apply halfway; yes
  | |- _ => solve [basic | hnf; basic]
  end
with no h :=
  cbv beta in h; cbn [fst snd] in h;
  lazymatch type of h with
  | False => contradiction
  | _ /\ _ => let a := fresh in let b := fresh in destruct h as [a b]; first [no a | no b]
  | ~ _ => apply h; yes
  | hits ?G ?x => let y := evaluated x in told y; change (hits G y) in h; cbn [hits] in h; no h
  | ends (ask _ _ _) _ _ _ => apply ask_ends in h; no h
  | general_flag ?t ?o ?G true => change (ends t o G tt) in h; no h
  | general_flag ?t ?o ?G false => change (~ ends t o G tt) in h; no h
  | within_of two_points _ ?S ?x => revert h; apply not_within; let k := fresh in intro k; no k
  | _ => solve [no_basic h | hnf in h; no_basic h]
  end.
Ltac decided := first [left; solve [yes] | right; let h := fresh in intro h; solve [no h]].


Ltac spelled := unfold yes_says, no_says, yes_always, no_always, silent_always, reads, tosses in *;
  unfold says, flips, silent, near_far in *.
Ltac an_event := spelled; apply weighted_event; first [apply ask_ends_dec; decided | decided].
Ltac reached_over :=
  spelled; eapply weighted_reach;
  [first [apply reach_yes; solve [yes] | apply reach_no] .. | vm_compute; first [reflexivity | discriminate]].
Ltac bounded_over h :=
  spelled; eapply weighted_bound in h;
  [ | first [apply bound_no; let k := fresh in intro k; solve [no k] | apply bound_yes] ..].

(** ** What a mutant assumes, and that it is absurd *)

Ltac separate_over :=
  let s := fresh in let t := fresh in let i := fresh in let j := fresh in
  first
    [ apply other_points; intros s i j; hnf in i, j; first [contradiction | congruence]
    | apply line_apart; intros s t i j; hnf in i, j; first [contradiction | subst; vm_compute; discriminate] ].
Lemma power_nonneg q n : 0 <= q -> 0 <= power q n.
Proof. intros H. induction n as [| n IH]; cbn [power]; [discriminate | nra]. Qed.
Lemma equally (x y : KQ) q n : x = y -> 0 <= q -> (fabs (x - y) <= of_Q (power q n))%F.
Proof.
  intros -> P. apply abs_le_condition. pose proof (of_Q_self (power q n)). pose proof (power_nonneg q n P). in_Q.
    split; lra.
Qed.
Create HintDb families.

(** The numbers 0, 1, 2 and the rest, before anything is computed. *)
Ltac by_cases depth tac :=
  match goal with
  | i : branch |- _ => destruct i; by_cases depth tac
  | iota : fork |- _ => destruct iota; by_cases depth tac
  | b : bool |- _ => destruct b; by_cases depth tac
  | _ => lazymatch depth with
         | O => tac
         | S ?less => match reverse goal with n : nat |- _ => destruct n as [| n]; [tac | by_cases less tac] | _ => tac
           end
         end
  end.

Ltac assumed_here :=
  lazymatch goal with
  | |- at_distance _ _ _ _ => separate_over
  | |- event _ _ => an_event
  | |- at_least _ _ _ => reached_over
  | |- at_most _ _ _ => let p := fresh in let h := fresh in intros p h; bounded_over h; eapply le_trans;
    [exact h | vm_compute; first [reflexivity | discriminate]]
  | |- reads_levels _ (ask _ _ _) _ => apply ask_levels; lia
  | |- general_flag _ _ _ _ => spelled; yes
  | |- within_of _ _ _ _ => yes
  | |- flt _ _ => vm_compute; first [reflexivity | discriminate]
  | |- fleq (fabs _) (of_Q (power _ ?n)) =>
      first [apply equally; [reflexivity | discriminate] | tryif has_variables n then fail else (vm_compute;
        first [reflexivity | discriminate])]
  | |- fleq _ _ => vm_compute; first [reflexivity | discriminate]
  | |- feq _ _ => vm_compute; first [reflexivity | discriminate]
  | |- is_input _ _ => cbn; lia
  | |- _ => first [numbers | solves]
  end.
Ltac assumed :=
  first
    [ known
    | solve [eauto 3 with families nocore]
    | lazymatch goal with
      | |- _ /\ _ => split; assumed
      | |- _ \/ _ => first [left; solve [assumed] | right; solve [assumed]]
      | |- ex (A := nat) _ => first [exists 0%nat; solve [assumed] | exists 1%nat; solve [assumed] | exists 2%nat;
        solve [assumed]]
      | |- ex (A := branch) _ => first [exists One; solve [assumed] | exists Two; solve [assumed]]
      | |- ex (A := fork) _ =>
          first [exists Limit; solve [assumed] | exists (Member One 1); solve [assumed] | exists (Member One 0);
            solve [assumed]
                | exists (Member Two 1); solve [assumed]]
      | |- @eq _ _ _ => first [reflexivity | congruence]
      | |- ~ (_ = _) =>
          let h := fresh in intros h; first [congruence | subst; repeat match goal with e : _ = Some _ |- _ => injection
            e; clear e; intros end; lia]
      | |- infinitely_often _ => let N := fresh in intros N; exists (S N); split; [lia | assumed]
      | |- general_flag _ _ _ _ => by_cases 3%nat ltac:(first [exfalso; lia | assumed_here])
      | |- reads_levels _ _ _ => spelled; assumed_here
      | |- event _ _ => assumed_here
      | |- at_least _ _ _ => by_cases 3%nat ltac:(first [exfalso; lia | no_input | assumed_here])
      | |- at_most _ _ _ => by_cases 3%nat ltac:(first [exfalso; lia | no_input | assumed_here])
      | |- fleq (fabs _) _ => by_cases 3%nat ltac:(first [exfalso; lia | no_input | assumed_here])
      | |- at_distance _ _ _ _ => in_cases 3%nat ltac:(first [exfalso; lia | assumed_here])
      | |- within_of _ _ _ _ => by_cases 3%nat ltac:(first [exfalso; lia | no_input | assumed_here])
      | |- ?A -> False => let h := fresh in intros h; first [discriminate h | congruence]
      | |- forall _, _ => intro; assumed
      | |- _ => in_cases 3%nat ltac:(first [exfalso; lia | exfalso; cbn in *; lia | assumed_here])
      end ].

Ltac absurd_here m :=
  let T := type of m in
  lazymatch T with
  | False => contradiction
  | Empty_set => destruct m
  | at_least _ _ _ => bounded_over m; vm_compute in m; first [discriminate m | apply m; reflexivity]
  | flt _ _ => vm_compute in m; first [discriminate m | contradiction | apply m; reflexivity]
  | fleq _ _ => vm_compute in m; first [contradiction | apply m; reflexivity]
  | feq _ _ => vm_compute in m; discriminate m
  | answers_about _ _ =>
      let at_ l := (let a := fresh in destruct (m 0%nat l) as [_ a]; vm_compute in a; apply a; reflexivity) in
      first [at_ 0%nat | at_ 1%nat | at_ 2%nat | at_ 5%nat]
  | _ => first [ lra | discriminate m | congruence | spelled; solve [no m] | absurd_by_computing m | solve [apply m;
    assumed] ]
  end.

Ltac refuted_at m vs :=
  let T := type of m in
  lazymatch T with
  | let _ := _ in _ => cbv zeta in m; refuted_at m vs
  | _ /\ _ => let a := fresh in let b := fresh in destruct m as [a b]; first [refuted_at b vs | refuted_at a vs]
  | _ \/ _ => let a := fresh in destruct m as [a | a]; refuted_at a vs
  | _ <-> _ => let a := fresh in let b := fresh in destruct m as [a b]; first [refuted_at a vs | refuted_at b vs]
  | ex _ =>
      let x := fresh "x" in destruct m as [x m];
      lazymatch vs with
      | _ ;; ?rest => refuted_at m rest
      | _ => refuted_at m vs
      end
  | ?A -> ?B =>
      lazymatch type of A with
      | Prop => let a := fresh in assert (a : A) by (clear m; solve [assumed]); specialize (m a); clear a;
        refuted_at m vs
      | _ => lazymatch vs with ?v ;; ?rest => given_to m v; refuted_at m rest end
      end
  | forall x, _ =>
      lazymatch vs with
      | Last ;; ?rest => match goal with n : nat |- _ => specialize (m n); refuted_at m rest end
      | ?v ;; ?rest => given_to m v; refuted_at m rest
      end
  | _ => absurd_here m
  end
with given_to m v := first [specialize (m v) | specialize (m (v _))].

(** ** J *)

Definition all_right {A : Type} (_ : A) (x : bool) : Prop := True.
Definition is_true (x : bool) : Prop := x = true.
Definition is_false (x : bool) : Prop := x = false.
Definition none (x : bool) : Prop := False.
(** Of the limit, of the first member and of the others: evaluations, and what is right. *)
Definition three (x y z : Q) (n k : nat) : KQ := match n with O => x | 1%nat => y | _ => z end.
Definition three_sets (a b c : bool -> Prop) (n : nat) : bool -> Prop := match n with O => a | 1%nat => b | _ => c end.
Definition jump_ends (n : nat) (x : Q) : Prop := x = match n with O => 0 | S _ => 1 end.
Definition unknown {A : Type} (_ : A) : option A := None.
Definition first_known (n : nat) : option nat := match n with O => Some O | S _ => None end.
Definition but_one := three_sets is_true is_false is_true.
Definition but_none := three_sets is_true none is_true.
Definition one_only := three_sets is_true is_false none.

Definition far := three 0 1 1.
Definition one_far := three 0 1 0.

Ltac J_fields_at_one_reading m :=
  let go f S index alpha P A b :=
    (refuted_at m (KQ ;; bool ;; two_points ;; nat ;; f ;; S ;; (fun n : nat => n) ;; index ;; 1 ;; alpha ;; FQ ;; P ;;
      A ;; b ;; tt)) in
  first
    [ go far jump_right (@Some nat) 0 fair tosses (1 # 2) | go far jump_right (@Some nat) 0 fair tosses 0
    | go far jump_right (@Some nat) 0 sure yes_says 1 | go far (@all_right nat) (@Some nat) 0 sure yes_says 1
    | go far jump_right (@Some nat) 1 sure yes_says 1 | go one_far but_one (@Some nat) 0 sure (reads true false) 1
    | go far jump_right (@unknown nat) 0 sure (reads true false) 1 | go far jump_right first_known 0 sure (reads true
      false) 1
    | refuted_at m (KQ ;; Q ;; line_over ;; nat ;; far ;; jump_ends ;; (fun n : nat => n) ;; (@Some nat) ;; 1 ;;
      (1 # 2) ;; FQ ;; sure ;;
        says (W := outcomes) (1 # 2) ;; 1 ;; tt) ].
Ltac X1_fields_jump_at_one_reading m :=
  let go f S index alpha P t E b :=
    (refuted_at m (KQ ;; bool ;; two_points ;; nat ;; f ;; S ;; (fun n : nat => n) ;; index ;; 1 ;; alpha ;; FQ ;; P ;;
      t ;; E ;; b ;; tt)) in
  first
    [ go far jump_right (@Some nat) 0 fair yes_always tosses (1 # 2) | go far jump_right (@Some nat) 0 fair yes_always
      tosses 0
    | go one_far but_one (@Some nat) 0 sure yes_always (reads true false) 1 | go one_far but_none (@Some nat) 0 sure
      yes_always (reads true false) 1
    | go one_far one_only (@Some nat) 0 sure no_always (reads false true) 1
    | go far (@all_right nat) (@Some nat) 0 sure yes_always yes_says 1 | go far jump_right (@Some nat) 1 sure yes_always
      yes_says 1
    | go far jump_right (@Some nat) 0 sure silent_always no_says 1
    | go far jump_right (@Some nat) 0 sure yes_always yes_says 1
    | go far jump_right (@unknown nat) 0 sure yes_always (reads true false) 1
    | go far jump_right first_known 0 sure yes_always (reads true false) 1
    | refuted_at m (KQ ;; Q ;; line_over ;; nat ;; far ;; jump_ends ;; (fun n : nat => n) ;; (@Some nat) ;; 1 ;;
      (1 # 2) ;; FQ ;; sure ;;
        says (W := unit) (1 # 2) ;; yes_says ;; 1 ;; tt) ].
Ltac X2_fields_jump_at_one_reading m :=
  let go f S index alpha P A h c :=
    (refuted_at m (KQ ;; bool ;; two_points ;; nat ;; f ;; S ;; (fun n : nat => n) ;; index ;; 1 ;; alpha ;; FQ ;; P ;;
      A ;; h ;; c ;; tt)) in
  let both := constr:(flips (true, true) (false, true)) in
  let flagged := constr:(says (W := outcomes) (true, true)) in let unflagged := constr:(says (W := outcomes) (true,
    false)) in
  first
    [ go far jump_right (@Some nat) 0 fair both 1 (1 # 2)
    | refuted_at m (KQ ;; Q ;; line_over ;; nat ;; far ;; jump_ends ;; (fun n : nat => n) ;; (@Some nat) ;; 1 ;;
      (1 # 2) ;; FQ ;; sure ;;
        says (W := outcomes) (1 # 2, true) ;; 1 ;; 0 ;; tt)
    | go far jump_right first_known 0 sure (reads (true, true) (true, false)) 1 0
   | go far jump_right (@Some nat) 0 fair both 1 1
    | go one_far but_one (@Some nat) 0 sure (reads (true, true) (true, false)) 1 0
    | go one_far but_none (@Some nat) 0 sure (reads (true, true) (true, false)) 1 0
    | go one_far one_only (@Some nat) 0 sure (reads (false, false) (false, true)) 1 0
    | go far (@all_right nat) (@Some nat) 0 sure flagged 1 0 | go far jump_right (@Some nat) 1 sure flagged 1 0
    | go far jump_right (@Some nat) 0 sure flagged 1 0 | go far jump_right (@Some nat) 0 sure unflagged 0 0
    | go far jump_right (@Some nat) 0 sure unflagged 0 1 | go far jump_right (@Some nat) 0 sure unflagged 1 0
    | go far jump_right (@Some nat) 0 fair both 1 0 | go far jump_right (@Some nat) 0 sure unflagged (-1 # 1) 0
    | go far jump_right (@unknown nat) 0 sure (reads (true, true) (true, false)) 1 0
 ].

(** ** What holds: families whose members are far from the limit in the end, or exclude it for another reason *)

Section Late.
Context {F : ordered_field} (P : probability_space F) {D : oracle -> Prop} {M : Type}.
Variables (answers : nat -> oracle) (right : nat -> M -> Prop) (N : nat).
Hypothesis answers_occur : forall n, D (answers n).
Hypothesis answered_alike : forall m n, (m < n)%nat -> agree m (answers O) (answers n).
Hypothesis right_not_both : forall n x, (1 <= n)%nat -> (N <= n)%nat -> right O x -> right n x -> False.

(** The limit, and the members from [S N] on. *)
Definition late {A : Type} (a : nat -> A) (n : nat) : A := match n with O => a O | S n => a (S (N + n)) end.
Lemma late_occur n : D (late answers n). Proof. destruct n; apply answers_occur. Qed.
Lemma late_alike m n : (m < n)%nat -> agree m (late answers O) (late answers n).
Proof. destruct n; [lia |]. intros L. apply answered_alike. lia. Qed.
Lemma late_not_both n x : (1 <= n)%nat -> late right O x -> late right n x -> False.
Proof. destruct n; [lia |]. intros _. apply right_not_both; lia. Qed.

Lemma late_half (A : general_algorithm D (outcome P) M) b :
  (forall m, event P (ends_by m A (answers O) (right O))) ->
  (forall n, at_least P (ends A (answers n) (right n)) b) -> (b <= $(1 # 2))%F.
Proof.
  intros E B. apply (jump_half P (late answers) (late right) late_occur late_alike late_not_both A b E).
  intros [| n]; apply B.
Qed.
Lemma late_flags (t : general_algorithm D unit M) (E : general_algorithm D (outcome P) bool) b :
  (forall m, event P (ends_by m E (answers O) (general_flag t (answers O) (right O)))) ->
  general_flag t (answers O) (right O) true \/ infinitely_often (fun n => general_flag t (answers n) (right n) true) ->
  (forall n, at_least P (ends E (answers n) (general_flag t (answers n) (right n))) b) -> (b <= $(1 # 2))%F.
Proof.
  intros C H B.
  apply (jump_flags P (late answers) (late right) t E late_occur late_alike C b late_not_both).
  - destruct H as [H | H]; [left; exact H | right]. intros n0. destruct (H (S (N + n0))) as (n & L & G).
    exists (S (n - S N)). split; [lia |]. unfold late. replace (S (N + (n - S N))) with n by lia. exact G.
  - intros [| n]; apply B.
Qed.
Lemma late_false_flags (A : general_algorithm D (outcome P) (M * bool)) h c :
  (forall m, event P (ends_by m A (answers O) (fun y => snd y = true))) ->
  event P (ends A (answers O) (fun y => snd y = true /\ ~ right O (fst y))) ->
  at_least P (ends A (answers O) (fun y => snd y = true)) h ->
  (forall n, at_most P (ends A (answers n) (fun y => snd y = true /\ ~ right n (fst y))) c) -> (h <= $2 * c)%F.
Proof.
  intros E Ev H C. apply (jump_false_flags P (late answers) (late right) late_occur late_alike late_not_both A h c E Ev
    H).
  intros [| n]; apply C.
Qed.
End Late.

Section Excluded.
Context {K : archimedean_field} {M : Type} (d : metric_over K M) (kappa alpha : K) (S T : M -> Prop).
Hypothesis apart : at_distance d kappa S T.
Open Scope field_scope.

(** An accuracy below 0 is nobody's: points as near as that are as near as one likes. *)
Lemma over_never_below_zero x : alpha < 0 -> within_of d alpha S x -> within_of d alpha T x -> False.
Proof.
  intros L HS HT. destruct (HS ($(1 # 2) * - alpha)) as (s & Ss & Ns); [fra |].
  destruct (HT ($(1 # 2) * - alpha)) as (t & Tt & Nt); [fra |].
  set (r := alpha + $(1 # 2) * - alpha) in *.
  assert (E : close_by d s (r + r) t) by (eapply close_triangle; [apply close_symmetric, Ns | exact Nt]).
  assert (Far : forall n : nat, exists q, close_by d s q t /\ q <= alpha * (1 + of_Z (Z.of_nat n))).
  { induction n as [| n (q & Nq & Lq)].
    - exists (r + r). split; [exact E |]. change (@of_Z K (Z.of_nat 0)) with (0 : K). unfold r. fra.
    - exists (q + (r + r + (r + r))). split.
      + eapply close_triangle; [exact Nq |]. eapply close_triangle; [apply close_symmetric, E | exact E].
      + rewrite Nat2Z.inj_succ, <- Z.add_1_r, of_Z_plus. change (@of_Z K 1) with (1 : K). unfold r in *. fra. }
  set (z := ceiling (kappa / alpha)). destruct (Far (Z.to_nat z)) as (q & Nq & Lq).
  pose proof (apart s t q Ss Tt Nq) as Kq. pose proof (ceiling_above K (kappa / alpha)) as C. fold z in C.
  assert (Z : @of_Z K z <= of_Z (Z.of_nat (Z.to_nat z))) by (apply of_Z_le; lia).
  assert (D : kappa == alpha * (kappa / alpha)).
  { assert (I : / alpha * alpha == 1) by (apply (finv_left K); fra).
    transitivity (/ alpha * alpha * kappa); [rewrite I; fra | unfold fdiv; fra]. }
  set (k := kappa / alpha) in *. set (i := of_Z (Z.of_nat (Z.to_nat z))) in *. clearbody k i. fnra.
Qed.
Lemma over_three_are_enough x : $3 * alpha < kappa -> within_of d alpha S x -> within_of d alpha T x -> False.
Proof.
  intros L. destruct (lt_le_dec alpha 0); [apply over_never_below_zero; assumption |].
  apply (within_of_not_both d kappa alpha _ _ x apart). fra.
Qed.
End Excluded.

Lemma three_times {F : ordered_field} (c : F) : (0 <= c -> $2 * c <= $3 * c)%F. Proof. intros H. fra. Qed.

Ltac excluding d kappa alpha Ap L x R R' :=
  first [ exact (within_of_not_both d kappa alpha _ _ x (Ap ltac:(lia)) L R' R)
        | exact (over_three_are_enough d kappa alpha _ _ (Ap ltac:(lia)) x L R' R) ].
Ltac known_family f Xi member index alpha Hi lemma :=
  lazymatch goal with
  | d : metric_over _ _, P : probability_space _ |- _ =>
      eapply (lemma _ P _ _ (fun n => jump_answers _ f member index (member n)) (fun n => within_of d alpha (Xi (member
        n))) 2%nat
        (field_answers_occur _ f member index) (field_answered_alike _ f member index Hi))
  end.

Ltac witnessed := first [ exact (Q_archimedean) | exact (Q_field) ].
Ltac prove_GeneralFields_J_fields :=
  first
    [ exists KQ, bool, two_points, nat, far, jump_right, (fun n : nat => n), (@Some nat), 1;
      exact (@J_fields KQ bool two_points nat far jump_right (fun n : nat => n) (@Some nat) 1)
    | intros; exists FQ, sure, (silent _), 0; intros; vm_compute; discriminate
    | intros K M d Omega f Xi member index kappa Hi Ap alpha L F P A b E B;
      first
        [ known_family f Xi member index alpha Hi @late_half;
          [ intros n x H1 H2 R R'; cbv beta in *; excluding d kappa alpha (Ap n) L x R R' | exact E | intros n;
            apply B ]
        | apply (le_trans _ fzero); [| fra]; apply (at_least_none P _ b) with (2 := B (member 1%nat));
          intros w (x & r & _ & R); exact (within_of_not_both d kappa alpha _ _ x (Ap 1%nat (le_n 1)) L R R) ] ].
Ltac prove_GeneralFields_X1_fields_jump :=
  first
    [ exists KQ, bool, two_points, nat, far, jump_right, (fun n : nat => n), (@Some nat), 1;
      exact (@X1_fields_jump KQ bool two_points nat far jump_right (fun n : nat => n) (@Some nat) 1)
    | intros; exists FQ, sure, (silent _), (silent _), 0; intros; vm_compute; discriminate
    | intros K M d Omega f Xi member index kappa Hi Ap alpha L F P t E b; cbv zeta; intros C H B;
      known_family f Xi member index alpha Hi @late_flags;
        [ intros n x H1 H2 R R'; cbv beta in *; excluding d kappa alpha (Ap n) L x R R' | exact C | exact H | exact B ]
          ].
Ltac prove_GeneralFields_X2_fields_jump :=
  first
    [ exists KQ, bool, two_points, nat, far, jump_right, (fun n : nat => n), (@Some nat), 1;
      exact (@X2_fields_jump KQ bool two_points nat far jump_right (fun n : nat => n) (@Some nat) 1)
    | intros; exists FQ, sure, (silent _), 0, 0; intros; vm_compute; discriminate
    | intros K M d Omega f Xi member index kappa Hi Ap alpha L F P A h c E Ev H C;
      first [ apply (le_trans _ ($2 * c)%F); [| apply (three_times c), (C O fzero), VacuityGeneral.nothing_is_certain ]
        | idtac ];
      known_family f Xi member index alpha Hi @late_false_flags;
        [ intros n x H1 H2 R R'; cbv beta in *; excluding d kappa alpha (Ap n) L x R R' | exact E | exact Ev | exact H |
          exact C ] ].

(** ** The information about the jump *)

Definition shifted (n : nat) : option nat := Some (5 + n)%nat.
Definition one_shifted (n : nat) : option nat := match n with 1%nat => Some 6%nat | _ => None end.

Lemma J_of_one {K : archimedean_field} (Omega : Type) (f : Omega -> nat -> K) (member : nat -> Omega) (index : Omega ->
  option nat) :
  (forall (iota : Omega) (n : nat), index iota <> Some n -> iota = member n) ->
  forall iota : Omega, answers_about (f iota) (jump_answers Omega f member index iota).
Proof.
  intros H iota. unfold jump_answers. destruct (index iota) as [[| n] |] eqn:E; try apply rounded_answers.
  rewrite <- (H iota O) by congruence. apply limit_to_answers; [lia |]. intros k.
  assert (P : (0 <= @of_Q K (power (1 # 4) (S n)))%F).
  { apply (of_Q_le K 0 (power (1 # 4) (S n))). apply Qlt_le_weak, power_positive. reflexivity. }
  apply abs_le_condition. split; fra.
Qed.
Lemma closer {K : archimedean_field} (x : K) p q n : 0 <= p -> p <= q -> (fabs x <= of_Q (power p n))%F -> (fabs x <=
  of_Q (power q n))%F.
Proof.
  intros P L H. apply (le_trans _ _ _ H). apply of_Q_le, RefuteComputation.power_grows; assumption.
Qed.

Ltac refute_GeneralFields_J_fields_admissible m :=
  let go f index at_ := (refuted_at m (KQ ;; nat ;; f ;; (fun n : nat => n) ;; index ;; at_ ;; tt)) in
  first [ go (three 0 8 0) (@Some nat) 1%nat | go (three 8 0 0) (@Some nat) 1%nat | go (three 0 0 8) (@Some nat) 2%nat
        | go (three (7 # 24) (-1 # 24) (7 # 24)) (@Some nat) 1%nat
        | go (three 0 (1 # 4) 0) shifted 1%nat | go (three 0 (1 # 4) 0) one_shifted 1%nat ].
Ltac prove_GeneralFields_J_fields_admissible :=
  intros K Omega f member index;
  first
    [ intros H _; apply J_of_one; exact H
    | intros H C; exists (member O); apply J_fields_admissible; assumption
    | intros H C; apply J_fields_admissible; [exact H |]; intros n k Hn;
      first [ apply (closer _ (1 # 5)); [discriminate | discriminate | apply C, Hn] | apply (closer _ (0 # 4));
        [discriminate | discriminate | apply C, Hn] ] ].
