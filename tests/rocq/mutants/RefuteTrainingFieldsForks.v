(** * Mutants of B5, and of X1 for networks, over fields

    The instances of RefuteTraining.v: d = 2, one neuron, a = 1, four points, the distance as cost, accuracy 1/4, if
    nothing else is said.  The constant 1/2 is right on T_0, and on no other input; who has seen the tiny print is right
    on all others.  That something has to be an event is seen where few sets are events (FewEvents.v). *)

From Coq Require Import QArith Qabs List Lqa Lia PeanoNat.
From Barriers Require Import OrderedFields Archimedean ProbabilitySpaces Algorithms.
From Barriers Require Import GeneralAlgorithms GeneralFields TrainingFields.
From Barriers Require Import Entries Networks Classification Minimisers Training.
From Barriers Require VacuityFields.
From Mutants Require Import Verdicts AnyLevel AnyLevelMinimisers Instances RefuteMinimisers RefuteTraining RefuteFields
  FewEvents.
From Mutants Require RationalFunctions Geometric.
Import ListNotations.
Open Scope Q_scope.

(** ** Algorithms that read one evaluation, until something is seen *)

Inductive role (M : Type) := Say (x : M) | Look (l : nat) | Search.
Arguments Say {M} x.
Arguments Look {M} l.
Arguments Search {M}.

Section Wary.
Context {W M : Type} (k : nat) (seen : nat -> Q -> bool) (acts : W -> role M) (x0 : M) (found : Q -> M).

(** By its outcome it says something, not before level 1; or it looks at one level, and says [x0] if nothing is seen; or
    it searches all levels. *)
Definition wary (D : oracle -> Prop) : general_algorithm D W M.
Proof.
  refine {| halts := fun w o z read => match acts w with
    | Say x => z = x /\ read = [(k, 1%nat)]
    | Look l => z = (if seen l (o k l) then found (o k l) else x0) /\ read = [(k, l)]
    | Search => exists l, (forall i, (i < l)%nat -> seen i (o k i) = false) /\ seen l (o k l) = true /\
        z = found (o k l) /\ read = map (pair k) (seq 0 (S l))
    end |}.
  - intros w o z z' read read' _. destruct (acts w) as [x | l |].
    + intros [-> _] [-> _]. reflexivity.
    + intros [-> _] [-> _]. reflexivity.
    + intros (l & B & S & -> & _) (l' & B' & S' & -> & _). assert (E : l = l'); [| rewrite E; reflexivity].
      destruct (Nat.lt_trichotomy l l') as [C | [C | C]]; [| exact C |].
      * rewrite (B' l C) in S. discriminate S.
      * rewrite (B l' C) in S'. discriminate S'.
  - intros w o o' z read _ _ A. destruct (acts w) as [x | l |]; [auto | |].
    + intros [-> ->]. rewrite <- (A k l (or_introl eq_refl)). split; reflexivity.
    + intros (l & B & S & -> & ->). exists l.
      assert (E : forall i, (i <= l)%nat -> o k i = o' k i) by (intros i L; apply A, in_map, in_seq; lia).
      split; [intros i L; rewrite <- E by lia; apply B, L |]. rewrite <- !E by lia. auto.
Defined.

Variables (D : oracle -> Prop) (o : oracle) (G : M -> Prop) (w : W).
Lemma wary_says x : acts w = Say x -> ends (wary D) o G w <-> G x.
Proof.
  intros E. split.
  - intros (z & r & H & Z). cbn in H. rewrite E in H. destruct H as [-> _]. exact Z.
  - intros H. exists x, [(k, 1%nat)]. cbn. rewrite E. auto.
Qed.
Lemma wary_says_by m x : acts w = Say x -> ends_by m (wary D) o G w <-> (1 <= m)%nat /\ G x.
Proof.
  intros E. split.
  - intros (z & r & H & Z & L). cbn in H. rewrite E in H. destruct H as [-> ->].
    split; [apply (L k), or_introl, eq_refl | exact Z].
  - intros [L H]. exists x, [(k, 1%nat)]. cbn. rewrite E. split; [auto |]. split; [exact H |].
    intros i n [X | []]. injection X as <- <-. exact L.
Qed.
Lemma wary_looks l : acts w = Look l -> ends (wary D) o G w <-> G (if seen l (o k l) then found (o k l) else x0).
Proof.
  intros E. split.
  - intros (z & r & H & Z). cbn in H. rewrite E in H. destruct H as [-> _]. exact Z.
  - intros H. eexists. exists [(k, l)]. cbn. rewrite E. split; [split; reflexivity | exact H].
Qed.
Lemma wary_looks_by m l : acts w = Look l ->
  ends_by m (wary D) o G w <-> (l <= m)%nat /\ G (if seen l (o k l) then found (o k l) else x0).
Proof.
  intros E. split.
  - intros (z & r & H & Z & L). cbn in H. rewrite E in H. destruct H as [-> ->].
    split; [apply (L k), or_introl, eq_refl | exact Z].
  - intros [L H]. eexists. exists [(k, l)]. cbn. rewrite E. split; [split; reflexivity |]. split; [exact H |].
    intros i n [X | []]. injection X as <- <-. exact L.
Qed.
Lemma first_seen l : seen l (o k l) = true ->
  exists i, (forall j, (j < i)%nat -> seen j (o k j) = false) /\ seen i (o k i) = true.
Proof.
  induction l as [l IH] using (well_founded_induction Nat.lt_wf_0). intros S.
  assert (C : (exists j, (j < l)%nat /\ seen j (o k j) = true) \/ forall j, (j < l)%nat -> seen j (o k j) = false).
  { clear. induction l as [| l IH]; [right; lia |].
    destruct IH as [(j & L & S) | N]; [left; exists j; split; [lia | exact S] |].
    destruct (seen l (o k l)) eqn:E; [left; exists l; auto |]. right. intros j L.
    assert (X : j = l \/ (j < l)%nat) by lia. destruct X as [-> | X]; auto. }
  destruct C as [(j & L & S') | N]; [apply (IH j L S') | exists l; auto].
Qed.
Lemma wary_finds l : acts w = Search -> seen l (o k l) = true ->
  (forall i, seen i (o k i) = true -> G (found (o k i))) -> ends (wary D) o G w.
Proof.
  intros E S H. destruct (first_seen l S) as (i & B & S').
  exists (found (o k i)), (map (pair k) (seq 0 (Datatypes.S i))).
  cbn. rewrite E. split; [exists i; auto | apply H, S'].
Qed.
Lemma wary_never : acts w = Search -> (forall i, seen i (o k i) = false) -> ~ ends (wary D) o G w.
Proof. intros E N (z & r & H & _). cbn in H. rewrite E in H. destruct H as (l & _ & S & _). rewrite N in S.
discriminate S. Qed.
End Wary.

(** First one evaluation is read at one level: if it is as asked, [y] is said, or nothing at all. *)
Section Unless.
Context {W M : Type} (k l : nat) (test : Q -> bool) (y : option M).
Definition unless {D : oracle -> Prop} (A : general_algorithm D W M) : general_algorithm D W M.
Proof.
  refine {| halts := fun w o z read => if test (o k l) then y = Some z /\ read = [(k, l)]
    else exists r, halts A w o z r /\ read = (k, l) :: r |}.
  - intros w o z z' read read' O. destruct (test (o k l)); [intros [E _] [E' _]; congruence |].
    intros (r & H & _) (r' & H' & _). exact (halts_once _ _ _ A w o z z' r r' O H H').
  - intros w o o' z read O O' Al.
    assert (In (k, l) read -> test (o k l) = test (o' k l)) by (intros I; rewrite (Al k l I); reflexivity).
    destruct (test (o k l)) eqn:T.
    + intros [E ->]. rewrite <- H by (left; reflexivity). auto.
    + intros (r & X & ->). rewrite <- H by (left; reflexivity). exists r. split; [| reflexivity].
      apply (halts_alike _ _ _ A w o o' z r O O'); [| exact X]. intros i n I. apply Al. right. exact I.
Defined.
Context {D : oracle -> Prop} (A : general_algorithm D W M) (o : oracle) (G : M -> Prop) (w : W).
Lemma unless_so : test (o k l) = true -> ends (unless A) o G w <-> hits G y.
Proof.
  intros T. split.
  - intros (z & r & H & Z). cbn in H. rewrite T in H. destruct H as [E _]. rewrite E. exact Z.
  - intros H. assert (E : exists z, y = Some z /\ G z) by (destruct y as [z |]; [exists z; auto | destruct H]).
    destruct E as (z & E & Z). exists z, [(k, l)]. cbn. rewrite T. auto.
Qed.
Lemma unless_so_by m : test (o k l) = true -> ends_by m (unless A) o G w <-> (l <= m)%nat /\ hits G y.
Proof.
  intros T. split.
  - intros (z & r & H & Z & L). cbn in H. rewrite T in H. destruct H as [E ->].
    split; [apply (L k), or_introl, eq_refl | rewrite E; exact Z].
  - intros [L H]. assert (E : exists z, y = Some z /\ G z) by (destruct y as [z |]; [exists z; auto | destruct H]).
    destruct E as (z & E & Z). exists z, [(k, l)]. cbn. rewrite T. split; [auto |]. split; [exact Z |].
    intros i n [X | []]. injection X as <- <-. exact L.
Qed.
Lemma unless_not : test (o k l) = false -> ends (unless A) o G w <-> ends A o G w.
Proof.
  intros T. split.
  - intros (z & r & H & Z). cbn in H. rewrite T in H. destruct H as (r' & H & _). exists z, r'. auto.
  - intros (z & r & H & Z). exists z, ((k, l) :: r). cbn. rewrite T. split; [exists r; auto | exact Z].
Qed.
Lemma unless_not_by m : test (o k l) = false -> (l <= m)%nat -> ends_by m (unless A) o G w <-> ends_by m A o G w.
Proof.
  intros T Lm. split.
  - intros (z & r & H & Z & L). cbn in H. rewrite T in H. destruct H as (r' & H & ->). exists z, r'. split; [exact H |].
    split; [exact Z |]. intros i n I. apply (L i n). right. exact I.
  - intros (z & r & H & Z & L). exists z, ((k, l) :: r). cbn. rewrite T. split; [exists r; auto |]. split; [exact Z |].
    intros i n [X | I]; [injection X as <- <-; exact Lm | apply (L i n I)].
Qed.
End Unless.

(** ** The tiny print *)

Notation answers_4 := (@answers KQ 2 1%Q 4).
Notation right_4 := (@predicts_within KQ 2 [1%nat] 1%Q 0%Q 4 (@sup_cost KQ)).
Notation step_4 := (@Training.step KQ 4).
Notation net_4 := (@TrainingFields.network_of KQ 2 [1%nat]).

Lemma print_answer n l : Qabs (answers_4 n 3%nat l - step_4 n) <= power (1 # 2) l.
Proof.
  destruct (@B2_fields_admissible KQ 2 1%Q 4 ltac:(split; discriminate) n 3%nat l) as [_ B].
  assert (E : Qeq (@coordinate KQ 2 1%Q 4 n 3) (step_4 n)) by exact (reads_the_print n). revert B E.
  generalize (@coordinate KQ 2 1%Q 4 n 3), (answers_4 n 3%nat l). intros c v B E.
  pose proof (VacuityFields.of_Q_self v) as V. pose proof (VacuityFields.of_Q_self (power (1 # 2) l)) as U.
  change (@fabs KQ (@of_Q KQ v - c) <= @of_Q KQ (power (1 # 2) l)) in B. rewrite abs_rational in B.
  change (@of_Q KQ) with (@of_Q Q_field) in B. rewrite V, U, E in B. exact B.
Qed.

Definition seen (l : nat) (v : Q) : bool := if Qlt_le_dec (4 * power (1 # 2) l) v then true else false.
Lemma seen_true l v : seen l v = true <-> 4 * power (1 # 2) l < v.
Proof. unfold seen. destruct (Qlt_le_dec _ v) as [L | L]; split; intros H; auto; [discriminate H | lra]. Qed.
Lemma half_power_positive l : 0 < power (1 # 2) l. Proof. apply power_positive. reflexivity. Qed.
Lemma unseen_0 l : seen l (answers_4 0 3%nat l) = false.
Proof.
  apply Bool.not_true_iff_false. intros S. apply seen_true in S. pose proof (print_answer 0 l) as B.
  apply Qabs_Qle_condition in B. change (step_4 0) with 0 in B. pose proof (half_power_positive l). lra.
Qed.
Lemma some_seen n : (1 <= n)%nat -> exists l, seen l (answers_4 n 3%nat l) = true.
Proof.
  intros Hn. pose proof (@step_positive KQ 4 n Hn) as P. change (0 < step_4 n) in P.
  destruct (power_half_vanishes ((1 # 5) * step_4 n)) as [l L]; [lra |]. exists l. apply seen_true.
  pose proof (print_answer n l) as B. apply Qabs_Qle_condition in B. lra.
Qed.
Lemma seen_right n l : seen l (answers_4 n 3%nat l) = true -> right_4 (1 # 4) n (tiny (/ answers_4 n 3%nat l)).
Proof.
  intros S. destruct n as [| n]; [rewrite unseen_0 in S; discriminate S |]. apply seen_true in S.
  pose proof (print_answer (Datatypes.S n) l) as B. pose proof (half_power_positive l).
  apply tiny_right; [lia | lra |]. lra.
Qed.

(** T_{delta_1} is told from all others by one reading. *)
Definition at_first (v : Q) : bool := if Qlt_le_dec ((1 # 2) * step_4 1) v then true else false.
Definition sharp : nat := 13.
Lemma sharp_enough : power (1 # 2) sharp <= (1 # 8) * step_4 1. Proof. vm_compute. discriminate. Qed.
Lemma at_first_1 : at_first (answers_4 1 3%nat sharp) = true.
Proof.
  pose proof (print_answer 1 sharp) as B. pose proof sharp_enough as L. apply Qabs_Qle_condition in B.
  pose proof (@step_positive KQ 4 1 (le_n 1)) as P. change (0 < step_4 1) in P. revert B L P. unfold at_first.
  generalize (step_4 1), (power (1 # 2) sharp), (answers_4 1 3%nat sharp). intros s p v B L P.
  destruct (Qlt_le_dec _ v); [reflexivity | lra].
Qed.
Lemma later_step n : (2 <= n)%nat -> step_4 n <= (1 # 4) * step_4 1.
Proof.
  intros L. destruct n as [| n]; [lia |]. change (@eps KQ 4 * @quarter KQ (S n) <= (1 # 4) * (@eps KQ 4 * @quarter KQ
    1)).
  pose proof (@quarter_decreases KQ 2 (S n) L) as D. change (@quarter KQ (S n) <= 1 # 16) in D.
  pose proof (@eps_pos KQ 4) as P. change (0 < @eps KQ 4) in P.
  assert (E : @quarter KQ 1 == 1 # 4) by reflexivity. rewrite E. revert D P.
  generalize (@eps KQ 4), (@quarter KQ (S n)). intros. nra.
Qed.
Lemma at_first_other n : n <> 1%nat -> at_first (answers_4 n 3%nat sharp) = false.
Proof.
  intros N. assert (S : step_4 n <= (1 # 4) * step_4 1).
  { destruct n as [| [| n]]; [discriminate | congruence | apply later_step; lia]. }
  pose proof (print_answer n sharp) as B. pose proof sharp_enough as L. apply Qabs_Qle_condition in B.
  pose proof (@step_positive KQ 4 1 (le_n 1)) as P. change (0 < step_4 1) in P. revert S B L P. unfold at_first.
  generalize (step_4 1), (step_4 n), (power (1 # 2) sharp), (answers_4 n 3%nat sharp). intros s u p v S B L P.
  destruct (Qlt_le_dec _ v); [lra | reflexivity].
Qed.

(** ** Networks: 1/2, and the tiny print of T_{delta_1} *)

Definition half : net_4 := half_net.
Definition print_1 : net_4 := tiny (/ step_4 1).
Lemma half_right_0 : right_4 (1 # 4) 0 half.
Proof. apply (net_accurate 2 [1%nat] 1 0 4 sup_cost O _ _ (1 # 4) halves);
  [discriminate | exact halves_at_0 | apply constant_predicts]. Qed.
Lemma print_1_right : right_4 (1 # 4) 1 print_1.
Proof. apply tiny_right; [lia | reflexivity |]. vm_compute. discriminate. Qed.

(** Solutions are labels with tiny print, and at most 1/2 from them without. *)
Lemma solution_near n v : @Training.Xi KQ 2 [1%nat] 1%Q 0%Q 4 (@sup_cost KQ) n v ->
  @distance KQ v (labels 4) <= match n with O => 1 # 2 | _ => 0 end.
Proof.
  intros V. destruct n as [| n].
  - destruct V as (psi & H & S & B). pose proof (B (constant (1 # 2)) (1 # 2) ltac:(fact)) as C. cbv beta in C.
    assert (E : (distance (K := KQ) (map (fun _ => 1 # 2) (seq 1 4)) (labels (K := KQ) 4) == $(1 # 2))%F) by
      reflexivity.
    pose proof (distance_same (K := KQ) _ _ (labels 4) (labels 4) (constant_predicts (1 # 2) 2 1%Q 4 0) (same_refl _))
      as G.
    pose proof (distance_same (K := KQ) _ _ (labels 4) (labels 4) S (same_refl _)) as J.
    unfold sup_cost in C. revert C E G J.
    generalize (distance (K := KQ) (predictions (constant (1 # 2)) (input (K := KQ) 2 1%Q 4 0)) (labels 4)).
    generalize (distance (K := KQ) (predictions psi (input (K := KQ) 2 1%Q 4 0)) (labels 4)),
      (distance (K := KQ) v (labels 4)).
    generalize (distance (K := KQ) (map (fun _ => 1 # 2) (seq 1 4)) (labels (K := KQ) 4)). intros p q u t C E G J.
    assert (X : t <= 1 # 2) by (in_Q; lra). specialize (C X). in_Q. lra.
  - pose proof (ball_any (K := KQ) 2 [1%nat] 1 (Training.step (K := KQ) 4 (S n)) 0 0 4 sup_cost ltac:(lia)
      ltac:(discriminate)
      ltac:(repeat constructor) eq_refl (@step_positive KQ 4 (S n) ltac:(lia)) (sup_cost_4 4) v V) as B. exact B.
Qed.
Lemma far_is_wrong n (phi : net_4) : (1 # 4) + match n with O => 1 # 2 | _ => 0 end
    < @distance KQ (predictions (proj1_sig phi) (@input KQ 2 1%Q 4 n)) (labels 4) -> ~ right_4 (1 # 4) n phi.
Proof.
  intros L A. set (c := match n with O => 1 # 2 | _ => 0 end) in *.
  destruct (A ((1 # 2) * (@distance KQ (predictions (proj1_sig phi) (@input KQ 2 1%Q 4 n)) (labels 4) - (1 # 4) - c)))
    as (v & V & E & B); [change (0 < (1 # 2) * (@distance KQ (predictions (proj1_sig phi) (@input KQ 2 1%Q 4 n))
      (labels 4) - (1 # 4) - c)); lra |].
  pose proof (solution_near n v V) as C. fold c in C.
  pose proof (@distance_triangle KQ (predictions (proj1_sig phi) (@input KQ 2 1%Q 4 n)) v (labels 4) E
    ltac:(rewrite length_labels; exact (Xi_length 2 [1%nat] 1 0 4 sup_cost n v V))) as T.
  revert L B C T. clearbody c. generalize (@distance KQ (predictions (proj1_sig phi) (@input KQ 2 1%Q 4 n)) (labels 4)).
  generalize (@distance KQ (predictions (proj1_sig phi) (@input KQ 2 1%Q 4 n)) v), (@distance KQ v (labels 4)). intros.
  in_Q. lra.
Qed.
Lemma half_wrong n : (1 <= n)%nat -> ~ right_4 (1 # 4) n half.
Proof.
  intros Hn. apply far_is_wrong. destruct n as [| n]; [lia |]. change (proj1_sig half) with (constant (1 # 2)).
  pose proof (distance_same (K := KQ) _ _ (labels 4) (labels 4) (constant_predicts (1 # 2) 2 1%Q 4 (S n)) (same_refl
    _)) as G.
  assert (E : (distance (K := KQ) (map (fun _ => 1 # 2) (seq 1 4)) (labels (K := KQ) 4) == $(1 # 2))%F) by reflexivity.
  revert G E.
  generalize (distance (K := KQ) (predictions (constant (1 # 2)) (input (K := KQ) 2 1%Q 4 (S n))) (labels 4)).
  generalize (distance (K := KQ) (map (fun _ => 1 # 2) (seq 1 4)) (labels (K := KQ) 4)). intros. in_Q. lra.
Qed.
Lemma print_1_wrong n : n <> 1%nat -> ~ right_4 (1 # 4) n print_1.
Proof.
  intros Hn. apply far_is_wrong. change (proj1_sig print_1) with (second_coordinate (/ step_4 1)).
  assert (V : @value KQ (second_coordinate (/ step_4 1)) (z_point 2 1%Q (step_4 n) 2) == / step_4 1 * step_4 n).
  { unfold z_point. change (2 - 2)%nat with O. cbn [repeat].
    match goal with |- context [@f _ ?a ?p] => replace (@f KQ a p) with (@label KQ 2) by (symmetry;
      exact (label_x (K := KQ) 2 1 2 eq_refl)) end.
    assert (S : 0 <= step_4 n) by exact (proj1 (@step_small KQ 1%Q 4 ltac:(split; discriminate) n)).
    etransitivity; [apply (second_value (/ step_4 1)); [discriminate |] |].
    - change (0 <= step_4 n * 1). lra.
    - change (/ step_4 1 * (step_4 n * 1) == / step_4 1 * step_4 n). ring. }
  pose proof (distance_at (K := KQ) (fun k => @value KQ (second_coordinate (/ step_4 1)) (z_point 2 1%Q (step_4 n) k))
    (@label KQ)
    2%nat (seq 1 4) ltac:(simpl; auto)) as D.
  unfold input. rewrite predictions_on. unfold labels.
  cbv beta in D. revert D V. generalize (@value KQ (second_coordinate (/ step_4 1)) (z_point 2 1%Q (step_4 n) 2)).
  match goal with |- context [@distance ?F ?x ?y] => generalize (@distance F x y) end. intros e u D V.
  pose proof (abs_rational (u - 1)) as A. change (@fabs KQ (u - 1) <= e) in D. rewrite A in D.
  apply Qabs_Qle_condition in D.
  destruct n as [| [| n]]; [| congruence |].
  - assert (u == 0) by (rewrite V; reflexivity). lra.
  - pose proof (later_step (S (S n)) ltac:(lia)) as L. assert (u <= 1 # 4); [| lra]. rewrite V.
    assert (P : 0 < / step_4 1) by reflexivity. assert (I : / step_4 1 * step_4 1 == 1) by reflexivity. nra.
Qed.

(** ** Algorithms that output networks *)

Notation right n := (right_4 (1 # 4) n).
Notation wrong m := (wrong_from (predicts_within 2 [1%nat] 1%Q 0%Q 4 (@sup_cost KQ) (1 # 4)) m).

(** Right with certainty on all inputs, in some instance. *)
Lemma certain_event (D : oracle -> Prop) (o : oracle) (M : Type) (G : nat -> M -> Prop) x m : (forall n, G n x) ->
  event sure (ends_by m (says x D) o (wrong_from G m)).
Proof. intros H. apply weighted_event; apply ask_ends_dec; right; intros N; exact (N m (le_n m) (H m)). Qed.
Lemma certain (D : oracle -> Prop) (o : oracle) (M : Type) (G : M -> Prop) x : G x ->
  at_least sure (ends (says x D) o G) 1.
Proof.
  intros H. apply (weighted_reach _ _ _ _ _ true false false); [intros _; apply ask_ends; exact H | apply reach_no..
  | discriminate].
Qed.

(** Who looks, or searches, says 1/2 on T_0, or nothing; and on the others what is right, if enough is seen. *)
Notation careful acts := (wary 3 seen acts half (fun v => tiny (/ v))).
Section Careful.
Context {W : Type} (acts : W -> role net_4) (D : oracle -> Prop) (w : W).
Lemma careful_look_0 l G : acts w = Look l -> ends (careful acts D) (answers_4 0) G w <-> G half.
Proof. intros E. rewrite (wary_looks _ _ _ _ _ D _ G w l E), unseen_0. reflexivity. Qed.
Lemma careful_look_0_by m l G : acts w = Look l -> ends_by m (careful acts D) (answers_4 0) G w <->
  (l <= m)%nat /\ G half.
Proof. intros E. rewrite (wary_looks_by _ _ _ _ _ D _ G w m l E), unseen_0. reflexivity. Qed.
Lemma careful_search_0 G : acts w = Search -> ~ ends (careful acts D) (answers_4 0) G w.
Proof. intros E. apply wary_never; [exact E | exact unseen_0]. Qed.
Lemma careful_look n l : acts w = Look l -> seen l (answers_4 n 3%nat l) = true ->
  ends (careful acts D) (answers_4 n) (right n) w.
Proof. intros E S. apply (wary_looks _ _ _ _ _ D _ _ w l E). rewrite S. apply seen_right, S. Qed.
Lemma careful_search n : acts w = Search -> (1 <= n)%nat -> ends (careful acts D) (answers_4 n) (right n) w.
Proof. intros E Hn. destruct (some_seen n Hn) as [l S]. apply (wary_finds _ _ _ _ _ D _ _ w l E S). intros i.
apply seen_right. Qed.
End Careful.

Definition nearly (w : place) : role net_4 := match w with Apart => Search | Place l => Look l | Beyond => Say half end.
Definition mostly (w : place) : role net_4 := match w with Place l => Look l | _ => Say half end.
Definition tossed (w : outcomes) : role net_4 := match w with Some true => Say half | _ => Search end.
Definition searches (w : outcomes) : role net_4 := Search.
(** The same, but what is right on T_{delta_1} is said there. *)
Notation first_1 A := (unless 3 sharp at_first (Some print_1) A).

Lemma nearly_right D n : at_least few_events (ends (careful nearly D) (answers_4 n) (right n)) over_half.
Proof.
  destruct n as [| n].
  - apply few_not_apart. intros [| l |] N; [congruence | |].
    + apply (careful_look_0 nearly D (Place l) l); [reflexivity | exact half_right_0].
    + apply (wary_says _ _ _ _ _ D _ _ _ half); [reflexivity | exact half_right_0].
  - destruct (some_seen (S n) ltac:(lia)) as [l Sn]. apply (few_apart _ l).
    + apply careful_search; [reflexivity | lia].
    + apply (careful_look nearly D (Place l) (S n) l); [reflexivity | exact Sn].
Qed.
Lemma halting {F} (P : probability_space F) {D M} (A : general_algorithm D (outcome P) M) o G p :
  at_least P (ends A o G) p -> at_least P (ends A o (fun _ => True)) p.
Proof. apply at_least_within; [| apply le_refl]. intros w. apply ends_weaken. auto. Qed.
Lemma mostly_halts D : at_least few_events (ends (careful mostly D) (answers_4 0) (fun _ => True)) 1%F.
Proof.
  apply few_certain. intros [| l |].
  - apply (wary_says _ _ _ _ _ D _ _ _ half); [reflexivity | exact I].
  - apply (careful_look_0 mostly D (Place l) l); [reflexivity | exact I].
  - apply (wary_says _ _ _ _ _ D _ _ _ half); [reflexivity | exact I].
Qed.
Lemma mostly_right D n : (1 <= n)%nat -> at_least few_events (ends (careful mostly D) (answers_4 n) (right n)) little.
Proof.
  intros Hn. destruct (some_seen n Hn) as [l S]. apply (few_place _ l).
  apply (careful_look mostly D (Place l) n l); [reflexivity | exact S].
Qed.
Lemma first_same {W D} (A : general_algorithm D W net_4) n G w : n <> 1%nat ->
  ends (first_1 A) (answers_4 n) G w <-> ends A (answers_4 n) G w.
Proof. intros N. apply unless_not, at_first_other, N. Qed.
Lemma first_right D (A : general_algorithm D place net_4) n p : (p <= 1)%F -> (n <> 1%nat ->
  at_least few_events (ends A (answers_4 n) (right n)) p) ->
  at_least few_events (ends (first_1 A) (answers_4 n) (right n)) p.
Proof.
  intros L H. destruct (Nat.eq_dec n 1) as [-> | N].
  - assert (C : forall w, ends (first_1 A) (answers_4 1) (right 1) w).
    { intros w. apply (unless_so 3 sharp at_first (Some print_1) A _ _ w at_first_1). exact print_1_right. }
    generalize (few_certain _ C). apply at_least_within; [auto | exact L].
  - generalize (H N). apply at_least_within; [| apply le_refl]. intros w. apply first_same, N.
Qed.
Lemma first_halts D (A : general_algorithm D place net_4) p : at_least few_events (ends A (answers_4 0) (fun _ =>
  True)) p ->
  at_least few_events (ends (first_1 A) (answers_4 0) (fun _ => True)) p.
Proof. apply at_least_within; [| apply le_refl]. intros w. apply first_same. discriminate. Qed.
Lemma print_1_decided m : dec (wrong m print_1).
Proof.
  destruct (Nat.le_gt_cases m 1) as [L | L].
  - right. intros N. exact (N 1%nat L print_1_right).
  - left. intros n Hn. apply print_1_wrong. lia.
Qed.
Lemma half_decided m : dec (wrong m half).
Proof.
  destruct m as [| m]; [right; intros N; exact (N O (le_n O) half_right_0) |]. left. intros n Hn. apply half_wrong. lia.
Qed.
Lemma first_event D (A : general_algorithm D place net_4) m : event few_events (ends_by m (first_1 A) (answers_4 1)
  (wrong m)).
Proof.
  apply few_all. assert (E : forall w, ends_by m (first_1 A) (answers_4 1) (wrong m) w <->
    (sharp <= m)%nat /\ wrong m print_1).
  { intros w. exact (unless_so_by _ _ _ _ A _ _ w m at_first_1). }
  destruct (Nat.le_gt_cases sharp m) as [L | L]; [destruct (print_1_decided m) as [Y | N] |].
  - left. intros w. apply E. auto.
  - right. intros w X. apply E in X. tauto.
  - right. intros w X. apply E in X. lia.
Qed.
(** Of level 0 nothing is read that is wrong. *)
Lemma no_wrong_0 (acts : place -> role net_4) D : (forall w, acts w = Search \/ acts w = Say half \/ exists l,
  acts w = Look l) ->
  event few_events (ends_by 0 (careful acts D) (answers_4 0) (wrong 0)).
Proof.
  intros C. apply few_all. right. intros w X. assert (N : ~ wrong 0 half) by (intros N;
    exact (N O (le_n O) half_right_0)).
  destruct (C w) as [E | [E | [l E]]].
  - apply ends_by_ends in X. revert X. apply careful_search_0, E.
  - apply (wary_says_by _ _ _ _ _ D _ _ w 0 half E) in X. tauto.
  - apply (careful_look_0_by acts D w 0 l _ E) in X. tauto.
Qed.
Lemma nearly_event_0 D : event few_events (ends_by 0 (careful nearly D) (answers_4 0) (wrong 0)).
Proof. apply no_wrong_0. intros [| l |]; cbn; eauto. Qed.
Lemma mostly_event_0 D : event few_events (ends_by 0 (careful mostly D) (answers_4 0) (wrong 0)).
Proof. apply no_wrong_0. intros [| l |]; cbn; eauto. Qed.

Lemma tossed_event D m : event fair (ends_by m (careful tossed D) (answers_4 0) (wrong m)).
Proof.
  assert (N : forall w, tossed w = Search -> dec (ends_by m (careful tossed D) (answers_4 0) (wrong m) w)).
  { intros w E. right. intros X. apply ends_by_ends in X. revert X. apply careful_search_0, E. }
  apply weighted_event; [| apply N; reflexivity..].
  destruct (Nat.le_gt_cases 1 m) as [L | L]; [destruct (half_decided m) as [Y | Z] |].
  - left. apply (wary_says_by _ _ _ _ _ D _ _ (Some true) m half); [reflexivity | auto].
  - right. intros X. apply (wary_says_by _ _ _ _ _ D _ _ (Some true) m half eq_refl) in X. tauto.
  - right. intros X. apply (wary_says_by _ _ _ _ _ D _ _ (Some true) m half eq_refl) in X. lia.
Qed.
Lemma tossed_right D n : at_least fair (ends (careful tossed D) (answers_4 n) (right n)) (1 # 2).
Proof.
  destruct n as [| n].
  - apply (weighted_reach _ _ _ _ _ true false false); [intros _ | apply reach_no.. | discriminate].
    apply (wary_says _ _ _ _ _ D _ _ (Some true) half); [reflexivity | exact half_right_0].
  - apply (weighted_reach _ _ _ _ _ false true false); [apply reach_no | intros _ | apply reach_no | discriminate].
    apply careful_search; [reflexivity | lia].
Qed.
Lemma search_event D m : event sure (ends_by m (careful searches D) (answers_4 0) (wrong m)).
Proof.
  apply weighted_event; right; intros X; apply ends_by_ends in X; revert X; apply careful_search_0; reflexivity.
Qed.
Lemma search_right D n : (1 <= n)%nat -> at_least sure (ends (careful searches D) (answers_4 n) (right n)) 1.
Proof.
  intros Hn. apply (weighted_reach _ _ _ _ _ true false false); [intros _ | apply reach_no.. | discriminate].
  apply careful_search; [reflexivity | exact Hn].
Qed.
Lemma print_1_event D m : event sure (ends_by m (says print_1 D) (answers_4 0) (wrong m)).
Proof. apply weighted_event; apply ask_ends_dec; apply print_1_decided. Qed.
Lemma half_event D m : event sure (ends_by m (says half D) (answers_4 0) (wrong m)).
Proof. apply weighted_event; apply ask_ends_dec; apply half_decided. Qed.

(** Who looks at level l with probability 2^-(l+1) halts on T_0, and on each other input may be right: the failure of B5
    is not what it would be with e = 0. *)
Definition looks_once (l : nat) : role net_4 := Look l.
Lemma looks_once_event D m : event Geometric.geometric (ends_by m (careful looks_once D) (answers_4 0) (wrong m)).
Proof.
  destruct m as [| m].
  - apply Geometric.no_event. intros l X. apply (careful_look_0_by looks_once D l 0 l _ eq_refl) in X.
    destruct X as [_ X].
    exact (X O (le_n O) half_right_0).
  - apply (Geometric.up_to_event _ (S m)). intros l. rewrite (careful_look_0_by looks_once D l (S m) l _ eq_refl).
    split; [intros [L _]; exact L | intros L; split; [exact L | intros n Hn; apply half_wrong; lia]].
Qed.
Lemma looks_once_halts D : at_least Geometric.geometric (ends (careful looks_once D) (answers_4 0) (fun _ => True)) 1.
Proof. apply Geometric.certain_outcome. intros l. apply (careful_look_0 looks_once D l l); [reflexivity | exact I]. Qed.
Lemma looks_once_right D n : (1 <= n)%nat -> exists p, 0 < p /\
  at_least Geometric.geometric (ends (careful looks_once D) (answers_4 n) (right n)) p.
Proof.
  intros Hn. destruct (some_seen n Hn) as [l S]. exists (power (1 # 2) (Datatypes.S l)).
  split; [apply half_power_positive |].
  apply (Geometric.one_outcome _ l). apply (careful_look looks_once D l n l); [reflexivity | exact S].
Qed.

(** ** What holds: for all a > 0, and whatever is added to the least cost *)

Section Any.
Open Scope field_scope.
Context {K : archimedean_field}.
Variables (d : nat) (N : list nat) (a close epshat : K) (r : nat) (R : cost K).
Hypothesis d_large : (2 <= d)%nat.
Hypothesis a_positive : 0 < a.
Hypothesis r_large : (P N + 2 <= r)%nat.
Hypothesis R_cost : cost_function_within r close epshat R.
Context {F : ordered_field} (space : probability_space F) (alpha : K).
Hypothesis alpha_small : alpha < kappa close.
Notation outputs M := (general_algorithm (given (answers d a r) (fun _ => True)) (outcome space) M).
Notation correct := (predicts_within d N a epshat r R alpha).
Add Field K_f : (K_field K) (morphism (of_Q_morph K), constants [f_cst], setoid (K_setoid K) (K_ext K)).

Lemma wrong_in_the_end phi : exists m, wrong_from correct m phi.
Proof.
  destruct phi as [phi H].
  destruct (error_any d N phi a close epshat r R 0 d_large H a_positive r_large R_cost) as (M & _ & M0 & Err).
  set (s := $(1 # 3) * (kappa close - alpha) * / (M + 1)).
  assert (Es : $3 * ((M + 1) * s) == kappa close - alpha) by (unfold s; field; fra).
  assert (Hs : 0 < s) by (apply mult_lt_0_compat; [fra | apply inv_positive; fra]). clearbody s.
  destruct (quarter_vanishes s Hs) as [n0 Hn0]. exists (S n0). intros n Hn W.
  destruct (W s Hs) as (v & V & _ & B). cbn [proj1_sig] in B.
  pose proof (Err (Training.step r n) v (Training.step_positive r n ltac:(lia)) V) as Far. fold (input d a r n) in Far.
  assert (St : 0 <= @Training.step K r n <= @Entries.quarter K n).
  { destruct n as [| n]; [lia |]. pose proof (@eps_pos K r). pose proof (@eps_small K r).
    pose proof (@Entries.quarter_positive K (S n)).
    unfold Training.step. generalize dependent (@Entries.quarter K (S n)). intros. fnra. }
  pose proof (@quarter_decreases K n0 n ltac:(lia)).
  assert (KS : 0 <= M * (s - Training.step r n)) by (apply mult_le_0_compat; fra).
  assert (Ks : 0 <= M * s) by (apply mult_le_0_compat; fra). unfold kappa in *. fra.
Qed.

Section Networks.
Variable A : outputs (@TrainingFields.network_of K d N).
Hypothesis wrong_events : forall m, event space (ends_by m A (answers d a r 0) (wrong_from correct m)).

Lemma failure_any h e : at_least space (ends A (answers d a r 0) (fun _ => True)) h -> 0 < e ->
  exists n0, forall n, (n0 <= n)%nat -> forall p, at_least space (ends A (answers d a r n) (correct n)) p ->
    p < 1 - h + e.
Proof.
  intros H E. destruct (eventually_failure space (answers d a r) correct (training_occur d a r) (training_alike d a r)
    wrong_in_the_end A wrong_events h ($(1 # 2) * e) H ltac:(fra)) as [n0 G].
  exists n0. intros n L p B. specialize (G n L p B). fra.
Qed.
Lemma failure_at_most h e : at_least space (ends A (answers d a r 0) (fun _ => True)) h -> 0 < e ->
  exists n0, forall n, (n0 <= n)%nat -> forall p, at_least space (ends A (answers d a r n) (correct n)) p ->
    p <= 1 - h + e.
Proof. intros H E. destruct (failure_any h e H E) as [n0 G]. exists n0. intros n L p B. apply lt_le, (G n L p B). Qed.
Lemma half_any b : (forall n, at_least space (ends A (answers d a r n) (correct n)) b) -> b <= $(1 # 2).
Proof.
  apply (eventually_half space (answers d a r) correct (training_occur d a r) (training_alike d a r) wrong_in_the_end A
    wrong_events).
Qed.
Lemma zero_from k b : at_least space (ends A (answers d a r 0) (fun _ => True)) 1 ->
  (forall n, (k <= n)%nat -> at_least space (ends A (answers d a r n) (correct n)) b) -> b <= 0.
Proof.
  intros H B. apply le_not_lt. intros L. destruct (failure_any 1 b H L) as [n0 G].
  specialize (G (Nat.max k n0) ltac:(lia) b (B (Nat.max k n0) ltac:(lia))). fra.
Qed.
End Networks.

Section Flags.
Variables (t : general_algorithm (given (answers d a r) (fun _ => True)) unit (@TrainingFields.network_of K d N)) (E :
  outputs bool).
Notation flag n := (general_flag t (answers d a r n) (correct n)).
Hypothesis checked : forall m, event space (ends_by m E (answers d a r 0) (flag 0%nat)).
Lemma flags_any (b : F) : $(1 # 2) < b -> (forall n, at_least space (ends E (answers d a r n) (flag n)) b) ->
  flag 0%nat false /\ exists n0, forall n, (n0 <= n)%nat -> flag n false.
Proof.
  apply (flags_above space (answers d a r) correct t E (training_occur d a r) (training_alike d a r) checked).
  intros phi _. apply wrong_in_the_end.
Qed.
Lemma flags_half (b : F) : flag 0%nat true \/ infinitely_often (fun n => flag n true) ->
  (forall n, at_least space (ends E (answers d a r n) (flag n)) b) -> b <= $(1 # 2).
Proof.
  intros H C. apply le_not_lt. intros L. destruct (flags_any b L C) as [R0 [n0 N0]].
  destruct H as [H | H]; [exact (R0 H) |]. destruct (H n0) as (n & Hn & Y). exact (N0 n Hn Y).
Qed.
End Flags.
End Any.

(** ** B5 *)

Lemma net_at_5 n : @predicts_within KQ 2 [3%nat] 1%Q 0%Q 5 (@sup_cost KQ) 0%Q n net_5. Proof. exact (net_about_5 n).
Qed.
Lemma net_in_one_dimension n : @predicts_within KQ 1 [1%nat] 1%Q 0%Q 4 (@sup_cost KQ) 0%Q n half_net_1.
Proof. exact (net_on_one_input n). Qed.
Lemma net_for_0 n : @predicts_within KQ 2 [1%nat] 0%Q 0%Q 4 (@sup_cost KQ) 0%Q n half. Proof.
exact (net_at_one_point n). Qed.
Lemma net_without_points n : @predicts_within KQ 2 [1%nat] 1%Q 0%Q 0 (@sup_cost KQ) 0%Q n half. Proof.
exact (net_about_nothing n). Qed.
Lemma net_for_free n : @predicts_within KQ 2 [1%nat] 1%Q 0%Q 4 no_cost 0%Q n half. Proof. exact (net_for_no_cost n).
Qed.
Lemma net_half_right n : @predicts_within KQ 2 [1%nat] 1%Q 0%Q 4 (@sup_cost KQ) (1 # 2)%Q n half. Proof.
exact (net_half n). Qed.

Lemma never_over_half : ~ (over_half <= $(1 # 2))%F. Proof. apply lt_not_le, over_half_more. Qed.
Lemma never_little : ~ (little <= 0)%F. Proof. apply lt_not_le, little_positive. Qed.
Lemma never_failing : ~ (over_half <= 1 - over_half + RationalFunctions.infinitesimal)%F.
Proof. pose proof RationalFunctions.infinitesimal_positive. unfold over_half. apply lt_not_le. fra. Qed.
Lemma over_half_possible : (over_half <= 1)%F. Proof. pose proof (nearly_half_nonneg).
unfold over_half, nearly_half in *. fra. Qed.
Lemma little_possible : (little <= 1)%F. Proof. pose proof (little_sum 1) as L. cbn [first_sum] in L. fra. Qed.

Create HintDb training.
#[global] Hint Constants Opaque : training.
(** By what is written: conversion would evaluate networks that are others. *)
Ltac network_right :=
  lazymatch goal with
  | |- predicts_within _ _ _ _ 0%nat _ _ _ half => exact (net_without_points _)
  | |- predicts_within _ _ _ _ _ no_cost _ _ half => exact (net_for_free _)
  | |- predicts_within _ _ _ _ _ _ (1 # 2)%Q _ half => exact (net_half_right _)
  | |- predicts_within _ _ 0%Q _ _ _ _ _ half => exact (net_for_0 _)
  | |- predicts_within _ _ 1%Q _ 4%nat _ (1 # 4)%Q 0%nat half => exact half_right_0
  | |- predicts_within _ _ _ _ _ _ (1 # 4)%Q 1%nat print_1 => exact print_1_right
  | |- predicts_within _ _ _ _ _ _ _ _ net_5 => exact (net_at_5 _)
  | |- predicts_within _ _ _ _ _ _ _ _ half_net_1 => exact (net_in_one_dimension _)
  end.
#[global] Hint Extern 1 (predicts_within _ _ _ _ _ _ _ _ _) => network_right : training.
#[global] Hint Resolve certain_event certain nearly_right nearly_event_0 mostly_halts mostly_right mostly_event_0
  first_right first_halts first_event
  looks_once_event looks_once_halts tossed_event tossed_right search_event search_right print_1_event half_event
    over_half_possible little_possible I
  RationalFunctions.infinitesimal_positive over_half_more : training.
#[global] Hint Extern 2 (at_least _ (ends _ _ (fun _ => True)) _) => eapply halting; [] : training.
#[global] Hint Extern 1 (_ <= _)%nat => lia : training.

Lemma nothing_claimed_at_all (P : probability_space FQ) A (b : Q) : b <= 0 -> at_least P A b.
Proof. intros L. generalize (VacuityGeneral.nothing_is_certain P A). apply at_least_within; [auto | exact L]. Qed.
(** What the mutant asks for; what has been shown before is not looked at. *)
Ltac forgotten :=
  repeat match goal with
    | h : ?T |- _ => lazymatch T with nat => fail | (_ <= _)%nat => fail | _ => clear h end
    end.
Ltac looked_up := forgotten; solve [eauto 5 with training nocore].
Ltac shown :=
  lazymatch goal with
  | |- cost_function_within _ _ _ _ => first [exact (sup_cost_within (K := KQ) _) | exact (sup_cost_4 _)]
  | |- ex (A := nat) _ => exists 0%nat; shown
  | |- forall n : nat, 1%nat = n -> _ => let n := fresh "n" in intros n <-; shown
  | |- (_ <= _)%nat -> _ => intro; first [exfalso; lia | shown]
  | |- forall n : nat, _ => intro; shown
  | |- event _ _ => looked_up
  | |- at_least _ _ ?b =>
      lazymatch b with
      | @fzero _ => apply (VacuityGeneral.nothing_is_certain _)
      | 0%Q => apply nothing_claimed_at_all; discriminate
      | (-1 # 1)%Q => apply nothing_claimed_at_all; discriminate
      | _ => looked_up
      end
  | |- @flt RationalFunctions.rational_functions _ _ => looked_up
  | |- (_ <= _)%nat => solve [fact]
  | |- _ /\ _ => split; shown
  | |- _ => solve [vm_compute; first [reflexivity | discriminate]]
  end.
Ltac contradicted m :=
  lazymatch type of m with
  | @fleq RationalFunctions.rational_functions _ _ =>
      first [exact (never_over_half m) | exact (never_little m) | exact (never_failing m)]
  | fleq _ _ => clear - m; vm_compute in m; first [discriminate m | exact (m eq_refl)]
  | flt _ _ => clear - m; vm_compute in m; first [discriminate m | exact (m eq_refl)]
  | feq _ _ => clear - m; vm_compute in m; first [discriminate m | exact (m eq_refl)]
  end.
Ltac trained_on m d N a r R := specialize (m KQ d N a 0%Q 0%Q r R); met_by ltac:(fun _ => shown) m.
Ltac by_algorithm m F P alpha A := specialize (m F P alpha (A _)); cbv beta in m; met_by ltac:(fun _ => shown) m.

(** The instances in which something is right everywhere; others are those of d = 2, one neuron, a = 1, four points. *)
Ltac everywhere_right go :=
  first
    [ go 2%nat [1%nat] 1%Q 4%nat (@sup_cost KQ) (1 # 2)%Q half
    | go 1%nat [1%nat] 1%Q 4%nat (@sup_cost KQ) 0%Q half_net_1
    | go 2%nat [1%nat] 0%Q 4%nat (@sup_cost KQ) 0%Q half
    | go 2%nat [1%nat] 1%Q 0%nat (@sup_cost KQ) 0%Q half
    | go 2%nat [3%nat] 1%Q 5%nat (@sup_cost KQ) 0%Q net_5
    | go 2%nat [1%nat] 1%Q 4%nat no_cost 0%Q half ].

Notation FR := RationalFunctions.rational_functions.
Ltac on_4 m F P alpha A := trained_on m 2%nat [1%nat] 1%Q 4%nat (@sup_cost KQ); by_algorithm m F P alpha A.
Ltac refute_TrainingFields_B5_fields_half m :=
  let at_ F P A b := (on_4 m F P (1 # 4)%Q A; specialize (m b); met_by ltac:(fun _ => shown) m; contradicted m) in
  let everywhere d N a r R alpha x :=
    (trained_on m d N a r R; by_algorithm m FQ sure alpha (says (W := outcomes) x);
     specialize (m 1%Q); met_by ltac:(fun _ => shown) m; contradicted m) in
  first
    [ at_ FQ fair (careful tossed) (1 # 2)%Q
    | at_ FQ sure (says (W := outcomes) half) 1%Q | at_ FQ sure (says (W := outcomes) half) 0%Q
    | everywhere_right everywhere
    | at_ FR few_events (careful nearly) over_half
    | at_ FR few_events (fun D => first_1 (careful nearly D)) over_half ].
Ltac refute_TrainingFields_B5_fields_zero m :=
  let at_ F P A b := (on_4 m F P (1 # 4)%Q A; specialize (m b); met_by ltac:(fun _ => shown) m; contradicted m) in
  let everywhere d N a r R alpha x :=
    (trained_on m d N a r R; by_algorithm m FQ sure alpha (says (W := outcomes) x);
     specialize (m 1%Q); met_by ltac:(fun _ => shown) m; contradicted m) in
  first
    [ at_ FQ sure (says (W := outcomes) half) 0%Q | at_ FQ sure (says (W := outcomes) half) (-1 # 1)%Q
    | at_ FQ sure (careful searches) 1%Q | at_ FQ sure (says (W := outcomes) print_1) 1%Q
    | everywhere_right everywhere
    | at_ FQ sure (says (W := outcomes) half) 1%Q
    | at_ FR few_events (careful mostly) little
    | at_ FR few_events (fun D => first_1 (careful mostly D)) little ].
Ltac refute_TrainingFields_B5_fields_failure m :=
  let n0 := fresh "n0" in
  let at_ F P A h e := (on_4 m F P (1 # 4)%Q A; specialize (m h e); met_by ltac:(fun _ => shown) m) in
  let then_ n p := (first [specialize (m n) | idtac]; met_by ltac:(fun _ => first [shown | lia]) m; specialize (m p);
    met_by ltac:(fun _ => shown) m; contradicted m) in
  let in_the_end p := (destruct m as [n0 m]; then_ (S n0) p) in
  let everywhere d N a r R alpha x :=
    (trained_on m d N a r R; by_algorithm m FQ sure alpha (says (W := outcomes) x);
     specialize (m 1%Q (1 # 2)%Q); met_by ltac:(fun _ => shown) m; in_the_end 1%Q) in
  let plain h e := (at_ FQ sure (says (W := outcomes) half) h e) in
  first
    [ plain 1%Q (1 # 2)%Q; destruct m as [n0 m]; then_ (S n0) 0%Q
    | plain 1%Q 0%Q; destruct m as [n0 m]; then_ (S n0) 0%Q
    | plain 1%Q (1 # 2)%Q; destruct m as [n0 m]; then_ O 1%Q
    | plain 1%Q (1 # 2)%Q; specialize (m O); then_ O 1%Q
    | at_ FQ sure (careful searches) 1%Q (1 # 2)%Q; in_the_end 1%Q
    | everywhere_right everywhere
    | at_ FR few_events (careful nearly) over_half RationalFunctions.infinitesimal; in_the_end over_half
    | at_ FR few_events (fun D => first_1 (careful nearly D)) over_half RationalFunctions.infinitesimal;
      in_the_end over_half
    | at_ FQ Geometric.geometric (careful looks_once) 1%Q 0%Q; destruct m as [n0 m];
      lazymatch type of m with
      | forall n, _ -> forall p, at_least _ (ends ?A _ _) _ -> _ =>
          destruct (looks_once_right (given answers_4 (fun _ => True)) (S n0) ltac:(lia)) as (p & L & B);
          specialize (m (S n0) ltac:(lia) p B); revert m; apply Qlt_not_le; change (1 - 1 + 0 < p); lra
      end
    | plain 2%Q (1 # 2)%Q; destruct m as [n0 m]; then_ (S n0) 0%Q
    | plain 1%Q (-1 # 1)%Q; destruct m as [n0 m]; then_ (S n0) 0%Q
    | plain 1%Q (1 # 2)%Q; destruct m as [n0 m]; then_ (S n0) (2 # 1)%Q ].

(** For some h and e, or b, there is nothing to say; or for some field; or it holds as it is. *)
Ltac asked := first [eassumption | lia | fra].
Ltac prove_TrainingFields_B5_fields_half :=
  intros K d N a close epshat r R; intros;
  first
    [ exists fzero; intros; apply (of_Q_le _ 0 (1 # 2)); discriminate
    | exists FQ, sure, (@fzero _), (silent _); eapply (@B5_fields_half K d N a close epshat r R); eassumption
    | eapply (half_any d N a close epshat r R); asked ].
Ltac prove_TrainingFields_B5_fields_failure :=
  intros K d N a close epshat r R; intros;
  first
    [ do 2 exists fzero; intros _ C; exfalso; exact (proj1 (lt_not_le _ _) C (le_refl _))
    | exists FQ, sure, (@fzero _), (silent _); eapply (@B5_fields_failure K d N a close epshat r R); eassumption
    | eapply (failure_at_most d N a close epshat r R); asked
    | eapply (failure_any d N a close epshat r R); asked ].
Lemma at_least_two {F : ordered_field} (P : probability_space F) A : ~ at_least P A $2.
Proof. intros H. apply at_least_one in H. apply (lt_not_le 1 $2)%F in H; [exact H | fra]. Qed.
Ltac prove_TrainingFields_B5_fields_zero :=
  intros K d N a close epshat r R; intros;
  first
    [ exists fzero; intros; apply le_refl
    | exists FQ, sure, (@fzero _), (silent _); eapply (@B5_fields_zero K d N a close epshat r R); eassumption
    | exfalso; eapply at_least_two; eassumption
    | eapply (zero_from d N a close epshat r R) with (k := 1%nat); asked
    | eapply (zero_from d N a close epshat r R) with (k := 2%nat); asked ].

(** ** X1: a checker of 1/2, or of the print of T_{delta_1} *)

Notation flag t n := (general_flag t (answers_4 n) (right n)).
Section First.
Context {W M : Type} {D : oracle -> Prop} (y : option M) (A : general_algorithm D W M) (G : M -> Prop) (w : W).
Lemma on_1 : ends (unless 3 sharp at_first y A) (answers_4 1) G w <-> hits G y. Proof. apply unless_so, at_first_1. Qed.
Lemma off_1 n : n <> 1%nat -> ends (unless 3 sharp at_first y A) (answers_4 n) G w <-> ends A (answers_4 n) G w.
Proof. intros N. apply unless_not, at_first_other, N. Qed.
End First.
Section Flags.
Context {D : oracle -> Prop} {M : Type} (o : oracle) (G : M -> Prop).
Lemma flag_says x : ends (says (W := unit) x D) o G tt <-> G x. Proof. apply ask_ends. Qed.
Lemma flag_silent : ~ ends (silent (W := unit) D) o G tt. Proof. intros H. apply ask_ends in H. exact H. Qed.
End Flags.

(** 1/2 is raised on T_0, and on no other input; also if nothing is said on T_{delta_1}, or there alone. *)
Notation half_always := (says (W := unit) half).
Definition half_but_1 D : general_algorithm D unit net_4 := unless 3 sharp at_first None (half_always D).
Definition half_on_1 D : general_algorithm D unit net_4 := unless 3 sharp at_first (Some half) (silent D).
Lemma half_raised D : ends (half_always D) (answers_4 0) (right 0) tt. Proof. apply flag_says, half_right_0. Qed.
Lemma half_not_raised D n : (1 <= n)%nat -> ~ ends (half_always D) (answers_4 n) (right n) tt.
Proof. intros Hn H. apply flag_says in H. exact (half_wrong n Hn H). Qed.
Lemma but_1_raised D : ends (half_but_1 D) (answers_4 0) (right 0) tt.
Proof. apply off_1; [discriminate | apply half_raised]. Qed.
Lemma but_1_not_raised D n : (1 <= n)%nat -> ~ ends (half_but_1 D) (answers_4 n) (right n) tt.
Proof.
  intros Hn H. destruct (Nat.eq_dec n 1) as [-> | N].
  - apply on_1 in H. exact H.
  - apply (off_1 None (half_always D) _ tt n N) in H. exact (half_not_raised D n Hn H).
Qed.
Lemma on_1_not_raised D n : ~ ends (half_on_1 D) (answers_4 n) (right n) tt.
Proof.
  intros H. destruct (Nat.eq_dec n 1) as [-> | N].
  - apply on_1 in H. exact (half_wrong 1 (le_n 1) H).
  - apply (off_1 (Some half) (silent D) _ tt n N) in H. exact (flag_silent _ _ H).
Qed.
Lemma on_1_right_0 D : ends (half_on_1 D) (answers_4 1) (right 0) tt.
Proof. apply on_1. exact half_right_0. Qed.
Notation print_always := (says (W := unit) print_1).
Lemma print_raised D o : ends (print_always D) o (right 1) tt. Proof. apply flag_says, print_1_right. Qed.
Lemma print_not_raised D n : n <> 1%nat -> ~ ends (print_always D) (answers_4 n) (right n) tt.
Proof. intros N H. apply flag_says in H. exact (print_1_wrong n N H). Qed.

(** Who checks 1/2: says 0 apart; looks at one level, and says 1 if nothing is seen; says 1 beyond. *)
Definition checks (w : place) : role bool := match w with Apart => Say false | Place l => Look l | Beyond => Say true
  end.
Notation checker := (wary 3 seen checks true (fun _ => false)).
Notation checker_but_1 D := (unless 3 sharp at_first (Some false) (checker D)).
Section Checker.
Context {D D' : oracle -> Prop} (t : general_algorithm D' unit net_4).
Hypothesis raised : ends t (answers_4 0) (right 0) tt.
Hypothesis not_raised : forall n, (1 <= n)%nat -> ~ ends t (answers_4 n) (right n) tt.
Lemma checker_right n : at_least few_events (ends (checker D) (answers_4 n) (flag t n)) over_half.
Proof.
  destruct n as [| n].
  - apply few_not_apart. intros [| l |] N; [congruence | |].
    + apply (wary_looks _ _ _ _ _ D _ _ (Place l) l); [reflexivity |]. rewrite unseen_0. exact raised.
    + apply (wary_says _ _ _ _ _ D _ _ Beyond true); [reflexivity | exact raised].
  - destruct (some_seen (S n) ltac:(lia)) as [l Sn]. apply (few_apart _ l).
    + apply (wary_says _ _ _ _ _ D _ _ Apart false); [reflexivity | apply not_raised; lia].
    + apply (wary_looks _ _ _ _ _ D _ _ (Place l) l); [reflexivity |]. rewrite Sn. apply not_raised. lia.
Qed.
Lemma checker_but_1_right n : at_least few_events (ends (checker_but_1 D) (answers_4 n) (flag t n)) over_half.
Proof.
  destruct (Nat.eq_dec n 1) as [-> | N].
  - assert (C : forall w, ends (checker_but_1 D) (answers_4 1) (flag t 1) w).
    { intros w. apply on_1. apply not_raised, le_n. }
    generalize (few_certain _ C). apply at_least_within; [auto | apply over_half_possible].
  - generalize (checker_right n). apply at_least_within; [| apply le_refl]. intros w. apply off_1, N.
Qed.
End Checker.
(** Where 0 is the right flag of T_0 it is said apart alone, an event; as is what is read at level 0 alone; and what is
    never said. *)
Lemma said_apart D m (G : bool -> Prop) : G false -> ~ G true ->
  event few_events (ends_by m (checker D) (answers_4 0) G).
Proof.
  intros Gf Gt. destruct m as [| m].
  - apply few_all. right. intros [| l |] X.
    + apply (wary_says_by _ _ _ _ _ D _ _ Apart 0 false eq_refl) in X. lia.
    + apply (wary_looks_by _ _ _ _ _ D _ _ (Place l) 0 l eq_refl) in X. rewrite unseen_0 in X. tauto.
    + apply (wary_says_by _ _ _ _ _ D _ _ Beyond 0 true eq_refl) in X. tauto.
  - apply (event_as _ _ _ _ _ _ (fun w => match w with Apart => true | _ => false end) O); [intros l _; reflexivity |].
    intros [| l |].
    + split; [reflexivity | intros _]. apply (wary_says_by _ _ _ _ _ D _ _ Apart (S m) false); [reflexivity | split;
        [lia | exact Gf]].
    + split; [| discriminate]. intros X. apply (wary_looks_by _ _ _ _ _ D _ _ (Place l) (S m) l eq_refl) in X.
      rewrite unseen_0 in X. tauto.
    + split; [| discriminate]. intros X. apply (wary_says_by _ _ _ _ _ D _ _ Beyond (S m) true eq_refl) in X. tauto.
Qed.
Lemma said_at_0 D (G : bool -> Prop) : G true -> event few_events (ends_by 0 (checker D) (answers_4 0) G).
Proof.
  intros Gt. apply (event_as _ _ _ _ _ _ (only false 0) 1 (only_settled false 0)). intros [| l |]; cbn [only].
  - split; [| discriminate]. intros X. apply (wary_says_by _ _ _ _ _ D _ _ Apart 0 false eq_refl) in X. lia.
  - rewrite (wary_looks_by _ _ _ _ _ D _ _ (Place l) 0 l eq_refl), unseen_0, Nat.eqb_eq. intuition lia.
  - split; [| discriminate]. intros X. apply (wary_says_by _ _ _ _ _ D _ _ Beyond 0 true eq_refl) in X. lia.
Qed.
Lemma never_said D m (G : bool -> Prop) : ~ G false -> event few_events (ends_by m (checker_but_1 D) (answers_4 1) G).
Proof.
  intros N. apply few_all. right. intros w X. apply ends_by_ends in X. apply on_1 in X. exact (N X).
Qed.
Lemma apart_later D D' m : event few_events (ends_by m (checker D) (answers_4 0) (general_flag (half_but_1 D')
  (answers_4 1) (right 0))).
Proof.
  assert (N : ~ ends (half_but_1 D') (answers_4 1) (right 0) tt) by (intros H;
    apply (unless_so _ _ _ _ _ _ _ _ at_first_1) in H; exact H).
  apply said_apart; [exact N | exact N].
Qed.
Lemma apart_of_1 D D' m : event few_events (ends_by m (checker D) (answers_4 0) (general_flag (half_always D')
  (answers_4 0) (right 1))).
Proof.
  assert (N : ~ ends (half_always D') (answers_4 0) (right 1) tt) by (intros H; apply flag_says in H;
    exact (half_wrong 1 (le_n 1) H)).
  apply said_apart; [exact N | exact N].
Qed.
Lemma half_at_level_0 D D' : event few_events (ends_by 0 (checker D) (answers_4 0) (flag (half_always D') 0)).
Proof. apply said_at_0, half_raised. Qed.
Lemma half_never_said D D' m : event few_events (ends_by m (checker_but_1 D) (answers_4 1) (flag (half_always D') 0)).
Proof. apply never_said. intros H. exact (H (half_raised D')). Qed.

(** A coin. *)
Lemma tosses_right D D' n : at_least fair (ends (tosses D) (answers_4 n) (flag (half_always D') n)) (1 # 2).
Proof.
  destruct n as [| n].
  - apply (weighted_reach _ _ _ _ _ true false false); [intros _ | apply reach_no.. | discriminate].
    apply ask_ends. exact (half_raised D').
  - apply (weighted_reach _ _ _ _ _ false true false); [apply reach_no | intros _ | apply reach_no | discriminate].
    apply ask_ends. exact (half_not_raised D' (S n) ltac:(lia)).
Qed.
Lemma flag_decided {D'} (t : general_algorithm D' unit net_4) o G s : dec (ends t o G tt) -> dec (general_flag t o G s).
Proof. intros [H | N]; destruct s; cbn; [left | right | right | left]; auto. Qed.
Lemma asked_event (p q r : Q) possible {D l g} (o : oracle) (G : bool -> Prop) m : (forall s, dec (G s)) ->
  event (weighted p q r possible) (ends_by m (ask (M := bool) l g D) o G).
Proof.
  intros C. assert (E : forall w, dec (hits G (g w (o O l)))) by (intros w; destruct (g w (o O l)); [apply C | right;
    auto]).
  apply weighted_event; apply ask_ends_dec, E.
Qed.
Lemma tosses_event D D' m : event fair (ends_by m (tosses D) (answers_4 0) (flag (half_always D') 0)).
Proof. apply asked_event. intros s. apply flag_decided. left. apply half_raised. Qed.
Lemma said_event {D D'} b {M} (t : general_algorithm D' unit M) o o' G m : dec (ends t o' G tt) ->
  event sure (ends_by m (says b D) o (general_flag t o' G)).
Proof. intros C. apply asked_event. intros s. destruct C as [H | N]; destruct s; cbn; [left | right | right | left];
  auto. Qed.
Lemma said_right {D D'} (b : bool) {M} (t : general_algorithm D' unit M) o o' G : general_flag t o' G b ->
  at_least sure (ends (says b D) o (general_flag t o' G)) 1.
Proof. intros H. apply certain, H. Qed.

Section Said.
Context {D : oracle -> Prop} {M : Type} (o : oracle) (G : M -> Prop) (x : M).
Lemma says_decided : G x -> dec (ends (says (W := unit) x D) o G tt). Proof. intros H. left. apply flag_says, H. Qed.
Lemma says_raised : G x -> general_flag (says (W := unit) x D) o G true. Proof. intros H. apply flag_says, H. Qed.
Lemma silent_decided : dec (ends (silent (W := unit) D) o G tt). Proof. right. apply flag_silent. Qed.
Lemma silent_not_raised : general_flag (silent (W := unit) D) o G false. Proof. exact (flag_silent o G). Qed.
End Said.
Lemma on_1_decided D n : dec (ends (half_on_1 D) (answers_4 n) (right n) tt). Proof. right. apply on_1_not_raised. Qed.
Lemma on_1_flag D n : flag (half_on_1 D) n false. Proof. exact (on_1_not_raised D n). Qed.
Lemma on_1_flag_0 D : general_flag (half_on_1 D) (answers_4 1) (right 0) true. Proof. exact (on_1_right_0 D). Qed.
Lemma but_1_flag D : flag (half_but_1 D) 0 true. Proof. exact (but_1_raised D). Qed.

(** Who checks the print of T_{delta_1}. *)
Definition print_checker D : general_algorithm D outcomes bool := unless 3 sharp at_first (Some true) (says false D).
Lemma print_checker_right D D' n : at_least sure (ends (print_checker D) (answers_4 n) (flag (print_always D') n)) 1.
Proof.
  apply (weighted_reach _ _ _ _ _ true false false); [intros _ | apply reach_no.. | discriminate].
  destruct (Nat.eq_dec n 1) as [-> | N].
  - apply on_1. exact (print_raised D' _).
  - apply (off_1 (Some true) (says false D) _ _ n N), ask_ends. exact (print_not_raised D' n N).
Qed.
Lemma print_checker_event D D' m : event sure (ends_by m (print_checker D) (answers_4 0) (flag (print_always D') 0)).
Proof.
  assert (N : ~ ends (print_always D') (answers_4 0) (right 0) tt) by (apply print_not_raised; discriminate).
  assert (T : at_first (answers_4 0 3%nat sharp) = false) by (apply at_first_other; discriminate).
  assert (E : forall w, dec (ends_by m (print_checker D) (answers_4 0) (flag (print_always D') 0) w)).
  { intros w. destruct (Nat.le_gt_cases sharp m) as [L | L].
    - left. apply (unless_not_by 3 sharp at_first (Some true) (says false D) _ _ w m T L).
      apply (ask_ends_by O (fun _ _ => Some false)); [lia | exact N].
    - right. intros (z & r & H & _ & B). cbn [halts print_checker unless] in H. rewrite T in H.
      destruct H as (r' & _ & ->).
      specialize (B 3%nat sharp (or_introl eq_refl)). lia. }
  apply weighted_event; apply E.
Qed.

Lemma checker_half D D' n : at_least few_events (ends (checker D) (answers_4 n) (flag (half_always D') n)) over_half.
Proof. exact (checker_right _ (half_raised D') (half_not_raised D') n). Qed.
Lemma checker_half_but_1 D D' n : at_least few_events (ends (checker D) (answers_4 n) (flag (half_but_1 D') n))
  over_half.
Proof. exact (checker_right _ (but_1_raised D') (but_1_not_raised D') n). Qed.
Lemma checker_but_1_half D D' n : at_least few_events (ends (checker_but_1 D) (answers_4 n) (flag (half_always D') n))
  over_half.
Proof. exact (checker_but_1_right _ (half_raised D') (half_not_raised D') n). Qed.
#[global] Hint Resolve tosses_right said_event said_right says_decided says_raised silent_decided silent_not_raised
  print_checker_right checker_half checker_half_but_1 checker_but_1_half : training.
Ltac flag_known :=
  lazymatch goal with
  | |- dec (ends (half_on_1 _) (answers _ _ _ ?n) (predicts_within _ _ _ _ _ _ _ ?n) _) => exact (on_1_decided _ n)
  | |- general_flag (half_on_1 _) (answers _ _ _ 1%nat) (predicts_within _ _ _ _ _ _ _ 0%nat) true => exact
    (on_1_flag_0 _)
  | |- general_flag (half_on_1 _) (answers _ _ _ ?n) (predicts_within _ _ _ _ _ _ _ ?n) false => exact (on_1_flag _ n)
  | |- general_flag (half_but_1 _) (answers _ _ _ 0%nat) (predicts_within _ _ _ _ _ _ _ 0%nat) true => exact
    (but_1_flag _)
  | |- event fair (ends_by _ _ (answers _ _ _ 0%nat) (general_flag _ (answers _ _ _ 0%nat) (predicts_within _ _ _ _ _ _
    _ 0%nat))) =>
      apply tosses_event
  | |- event sure (ends_by _ (print_checker _) (answers _ _ _ 0%nat)
      (general_flag _ (answers _ _ _ 0%nat) (predicts_within _ _ _ _ _ _ _ 0%nat))) => apply print_checker_event
  | |- event few_events (ends_by _ _ (answers _ _ _ 0%nat) (general_flag (half_but_1 _) (answers _ _ _ 1%nat) _)) =>
    apply apart_later
  | |- event few_events (ends_by _ _ (answers _ _ _ 0%nat) (general_flag _ _ (predicts_within _ _ _ _ _ _ _ 1%nat))) =>
    apply apart_of_1
  | |- event few_events (ends_by 0%nat _ (answers _ _ _ 0%nat) (general_flag _ (answers _ _ _ 0%nat) _)) => apply
    half_at_level_0
  | |- event few_events (ends_by _ (unless _ _ _ _ _) (answers _ _ _ 1%nat) (general_flag _ (answers _ _ _ 0%nat) _)) =>
      apply half_never_said
  end.
#[global] Hint Extern 1 (dec _) => flag_known : training.
#[global] Hint Extern 1 (general_flag _ _ _ _) => flag_known : training.
#[global] Hint Extern 1 (event few_events _) => flag_known : training.
#[global] Hint Extern 1 (event fair _) => flag_known : training.
#[global] Hint Extern 1 (event sure _) => flag_known : training.

Ltac flags_shown :=
  lazymatch goal with
  | |- general_flag _ _ _ _ => looked_up
  | |- general_flag _ _ _ _ \/ _ =>
      first [left; looked_up | right; let n := fresh "n" in intros n; exists n; split; [lia | looked_up]]
  | |- _ => shown
  end.
Ltac no_flag m :=
  lazymatch type of m with
  | _ /\ _ => let a := fresh in let b := fresh in destruct m as [a b]; first [no_flag a | no_flag b]
  | ex _ => let n0 := fresh "n0" in destruct m as [n0 m]; first [no_flag (m n0 (le_n n0)) | no_flag (m 1%nat)]
  | forall n0 : nat, forall n : nat, _ => no_flag (m 0%nat 1%nat (le_S 0 0 (le_n 0)))
  | general_flag ?t ?o ?G false =>
      let H := fresh in assert (H : general_flag t o G true) by looked_up; exact (m H)
  | general_flag ?t ?o ?G true =>
      let H := fresh in assert (H : general_flag t o G false) by looked_up; exact (H m)
  | _ => contradicted m
  end.
Ltac refute_flags m :=
  let on d N a r R F P alpha t E b :=
    (specialize (m KQ d N a 0%Q 0%Q r R); met_by ltac:(fun _ => shown) m;
     specialize (m F P alpha (t _) (E _)); cbv beta in m; met_by ltac:(fun _ => shown) m;
     specialize (m b); met_by ltac:(fun _ => flags_shown) m; no_flag m) in
  let at_ F P t E b := (on 2%nat [1%nat] 1%Q 4%nat (@sup_cost KQ) F P (1 # 4)%Q t E b) in
  let t1 := constr:(half_always) in let t2 := constr:(print_always) in let E := constr:(checker) in
  let everywhere d N a r R alpha x := (on d N a r R FQ sure alpha (says (W := unit) x) (says (W := outcomes) true) 1%Q)
    in
  first
    [ at_ FQ fair t1 tosses (1 # 2)%Q | at_ FQ fair t1 tosses 0%Q
    | at_ FQ sure t1 (says (W := outcomes) true) 1%Q
    | at_ FQ sure half_on_1 (says (W := outcomes) false) 1%Q
    | at_ FQ sure t2 print_checker 1%Q
    | at_ FQ sure (silent (W := unit) (M := net_4)) (says (W := outcomes) false) 1%Q
    | everywhere_right everywhere
    | at_ FR few_events t1 E over_half
    | at_ FR few_events half_but_1 E over_half
    | at_ FR few_events t1 (fun D => checker_but_1 D) over_half ].
Ltac refute_TrainingFields_X1_fields_networks m := refute_flags m.
Ltac refute_TrainingFields_X1_fields_networks_above m := refute_flags m.
Ltac prove_TrainingFields_X1_fields_networks :=
  intros K d N a close epshat r R; intros;
  first
    [ exists fzero; intros; apply (of_Q_le _ 0 (1 # 2)); discriminate
    | exists FQ, sure, (@fzero _), (silent _), (silent _); eapply (@X1_fields_networks K d N a close epshat r R);
      eassumption
    | eapply (flags_half d N a close epshat r R); asked ].
Ltac prove_TrainingFields_X1_fields_networks_above :=
  intros K d N a close epshat r R; intros;
  first
    [ exists fzero; intros C; exfalso; revert C; apply le_not_lt, (of_Q_le _ 0 (1 # 2)); discriminate
    | exists FQ, sure, (@fzero _), (silent _), (silent _); eapply (@X1_fields_networks_above K d N a close epshat r R);
      eassumption
    | eapply (flags_any d N a close epshat r R); asked ].
