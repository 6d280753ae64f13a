(** * Mutants of B5, and of X1 for networks, over fields

    The instances of RefuteTraining.v: d = 2, one neuron, a = 1, four points, the distance as cost, accuracy 1/4, if nothing
    else is said.  The constant 1/2 is right on T_0, and on no other input; who has seen the tiny print is right on all
    others.  For what an algorithm has to have as events there is a space in which few sets are (FewEvents.v). *)

From Coq Require Import QArith Qabs List Lqa Lia PeanoNat.
From Barriers Require Import OrderedFields Archimedean ProbabilitySpaces Algorithms.
From Barriers Require Import GeneralAlgorithms GeneralFields TrainingFields.
From Barriers Require Import Entries Networks Classification Minimisers Training.
From Barriers Require VacuityFields.
From Mutants Require Import Verdicts AnyLevel AnyLevelMinimisers Instances RefuteMinimisers RefuteTraining RefuteFields FewEvents.
From Mutants Require RationalFunctions.
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
  - intros (z & r & H & Z & L). cbn in H. rewrite E in H. destruct H as [-> ->]. split; [apply (L k), or_introl, eq_refl | exact Z].
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
  - intros (z & r & H & Z & L). cbn in H. rewrite E in H. destruct H as [-> ->]. split; [apply (L k), or_introl, eq_refl | exact Z].
  - intros [L H]. eexists. exists [(k, l)]. cbn. rewrite E. split; [split; reflexivity |]. split; [exact H |].
    intros i n [X | []]. injection X as <- <-. exact L.
Qed.
Lemma first_seen l : seen l (o k l) = true ->
  exists i, (forall j, (j < i)%nat -> seen j (o k j) = false) /\ seen i (o k i) = true.
Proof.
  induction l as [l IH] using (well_founded_induction Nat.lt_wf_0). intros S.
  assert (C : (exists j, (j < l)%nat /\ seen j (o k j) = true) \/ forall j, (j < l)%nat -> seen j (o k j) = false).
  { clear. induction l as [| l IH]; [right; lia |]. destruct IH as [(j & L & S) | N]; [left; exists j; split; [lia | exact S] |].
    destruct (seen l (o k l)) eqn:E; [left; exists l; auto |]. right. intros j L.
    assert (X : j = l \/ (j < l)%nat) by lia. destruct X as [-> | X]; auto. }
  destruct C as [(j & L & S') | N]; [apply (IH j L S') | exists l; auto].
Qed.
Lemma wary_finds l : acts w = Search -> seen l (o k l) = true ->
  (forall i, seen i (o k i) = true -> G (found (o k i))) -> ends (wary D) o G w.
Proof.
  intros E S H. destruct (first_seen l S) as (i & B & S'). exists (found (o k i)), (map (pair k) (seq 0 (Datatypes.S i))).
  cbn. rewrite E. split; [exists i; auto | apply H, S'].
Qed.
Lemma wary_never : acts w = Search -> (forall i, seen i (o k i) = false) -> ~ ends (wary D) o G w.
Proof. intros E N (z & r & H & _). cbn in H. rewrite E in H. destruct H as (l & _ & S & _). rewrite N in S. discriminate S. Qed.
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
  intros L. destruct n as [| n]; [lia |]. change (@eps KQ 4 * @quarter KQ (S n) <= (1 # 4) * (@eps KQ 4 * @quarter KQ 1)).
  pose proof (@quarter_decreases KQ 2 (S n) L) as D. change (@quarter KQ (S n) <= 1 # 16) in D.
  pose proof (@eps_pos KQ 4) as P. change (0 < @eps KQ 4) in P.
  assert (E : @quarter KQ 1 == 1 # 4) by reflexivity. rewrite E. revert D P. generalize (@eps KQ 4), (@quarter KQ (S n)). intros. nra.
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
Proof. apply (net_accurate 2 [1%nat] 1 0 4 sup_cost O _ _ (1 # 4) halves); [discriminate | exact halves_at_0 | apply constant_predicts]. Qed.
Lemma print_1_right : right_4 (1 # 4) 1 print_1.
Proof. apply tiny_right; [lia | reflexivity |]. vm_compute. discriminate. Qed.

(** Solutions are labels with tiny print, and at most 1/2 from them without. *)
Lemma solution_near n v : @Training.Xi KQ 2 [1%nat] 1%Q 0%Q 4 (@sup_cost KQ) n v ->
  @distance KQ v (labels 4) <= match n with O => 1 # 2 | _ => 0 end.
Proof.
  intros V. destruct n as [| n].
  - destruct V as (psi & H & S & B). pose proof (B (constant (1 # 2)) (1 # 2) ltac:(fact)) as C. cbv beta in C.
    assert (E : (distance (K := KQ) (map (fun _ => 1 # 2) (seq 1 4)) (labels (K := KQ) 4) == $(1 # 2))%F) by reflexivity.
    pose proof (distance_same (K := KQ) _ _ (labels 4) (labels 4) (constant_predicts (1 # 2) 2 1%Q 4 0) (same_refl _)) as G.
    pose proof (distance_same (K := KQ) _ _ (labels 4) (labels 4) S (same_refl _)) as J.
    unfold sup_cost in C. revert C E G J.
    generalize (distance (K := KQ) (predictions (constant (1 # 2)) (input (K := KQ) 2 1%Q 4 0)) (labels 4)).
    generalize (distance (K := KQ) (predictions psi (input (K := KQ) 2 1%Q 4 0)) (labels 4)), (distance (K := KQ) v (labels 4)).
    generalize (distance (K := KQ) (map (fun _ => 1 # 2) (seq 1 4)) (labels (K := KQ) 4)). intros p q u t C E G J.
    assert (X : t <= 1 # 2) by (in_Q; lra). specialize (C X). in_Q. lra.
  - pose proof (ball_any (K := KQ) 2 [1%nat] 1 (Training.step (K := KQ) 4 (S n)) 0 0 4 sup_cost ltac:(lia) ltac:(discriminate)
      ltac:(repeat constructor) eq_refl (@step_positive KQ 4 (S n) ltac:(lia)) (sup_cost_4 4) v V) as B. exact B.
Qed.
Lemma far_is_wrong n (phi : net_4) : (1 # 4) + match n with O => 1 # 2 | _ => 0 end
    < @distance KQ (predictions (proj1_sig phi) (@input KQ 2 1%Q 4 n)) (labels 4) -> ~ right_4 (1 # 4) n phi.
Proof.
  intros L A. set (c := match n with O => 1 # 2 | _ => 0 end) in *.
  destruct (A ((1 # 2) * (@distance KQ (predictions (proj1_sig phi) (@input KQ 2 1%Q 4 n)) (labels 4) - (1 # 4) - c)))
    as (v & V & E & B); [change (0 < (1 # 2) * (@distance KQ (predictions (proj1_sig phi) (@input KQ 2 1%Q 4 n)) (labels 4) - (1 # 4) - c)); lra |].
  pose proof (solution_near n v V) as C. fold c in C.
  pose proof (@distance_triangle KQ (predictions (proj1_sig phi) (@input KQ 2 1%Q 4 n)) v (labels 4) E
    ltac:(rewrite length_labels; exact (Xi_length 2 [1%nat] 1 0 4 sup_cost n v V))) as T.
  revert L B C T. clearbody c. generalize (@distance KQ (predictions (proj1_sig phi) (@input KQ 2 1%Q 4 n)) (labels 4)).
  generalize (@distance KQ (predictions (proj1_sig phi) (@input KQ 2 1%Q 4 n)) v), (@distance KQ v (labels 4)). intros. in_Q. lra.
Qed.
Lemma half_wrong n : (1 <= n)%nat -> ~ right_4 (1 # 4) n half.
Proof.
  intros Hn. apply far_is_wrong. destruct n as [| n]; [lia |]. change (proj1_sig half) with (constant (1 # 2)).
  pose proof (distance_same (K := KQ) _ _ (labels 4) (labels 4) (constant_predicts (1 # 2) 2 1%Q 4 (S n)) (same_refl _)) as G.
  assert (E : (distance (K := KQ) (map (fun _ => 1 # 2) (seq 1 4)) (labels (K := KQ) 4) == $(1 # 2))%F) by reflexivity. revert G E.
  generalize (distance (K := KQ) (predictions (constant (1 # 2)) (input (K := KQ) 2 1%Q 4 (S n))) (labels 4)).
  generalize (distance (K := KQ) (map (fun _ => 1 # 2) (seq 1 4)) (labels (K := KQ) 4)). intros. in_Q. lra.
Qed.
Lemma print_1_wrong n : n <> 1%nat -> ~ right_4 (1 # 4) n print_1.
Proof.
  intros Hn. apply far_is_wrong. change (proj1_sig print_1) with (second_coordinate (/ step_4 1)).
  assert (V : @value KQ (second_coordinate (/ step_4 1)) (z_point 2 1%Q (step_4 n) 2) == / step_4 1 * step_4 n).
  { unfold z_point. change (2 - 2)%nat with O. cbn [repeat].
    match goal with |- context [@f _ ?a ?p] => replace (@f KQ a p) with (@label KQ 2) by (symmetry; exact (label_x (K := KQ) 2 1 2 eq_refl)) end.
    assert (S : 0 <= step_4 n) by exact (proj1 (@step_small KQ 1%Q 4 ltac:(split; discriminate) n)).
    etransitivity; [apply (second_value (/ step_4 1)); [discriminate |] |].
    - change (0 <= step_4 n * 1). lra.
    - change (/ step_4 1 * (step_4 n * 1) == / step_4 1 * step_4 n). ring. }
  pose proof (distance_at (K := KQ) (fun k => @value KQ (second_coordinate (/ step_4 1)) (z_point 2 1%Q (step_4 n) k)) (@label KQ)
    2%nat (seq 1 4) ltac:(simpl; auto)) as D.
  unfold input. rewrite predictions_on. unfold labels.
  cbv beta in D. revert D V. generalize (@value KQ (second_coordinate (/ step_4 1)) (z_point 2 1%Q (step_4 n) 2)).
  match goal with |- context [@distance ?F ?x ?y] => generalize (@distance F x y) end. intros e u D V.
  pose proof (abs_rational (u - 1)) as A. change (@fabs KQ (u - 1) <= e) in D. rewrite A in D. apply Qabs_Qle_condition in D.
  destruct n as [| [| n]]; [| congruence |].
  - assert (u == 0) by (rewrite V; reflexivity). lra.
  - pose proof (later_step (S (S n)) ltac:(lia)) as L. assert (u <= 1 # 4); [| lra]. rewrite V.
    assert (P : 0 < / step_4 1) by reflexivity. assert (I : / step_4 1 * step_4 1 == 1) by reflexivity. nra.
Qed.
