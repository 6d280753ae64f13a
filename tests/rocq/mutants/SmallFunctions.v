(** * Probabilities in a field with infinitely small numbers

    Some theorems ask that something be an event.  They might not have to where probabilities are real numbers, as a
    premeasure extends to a measure; over other fields they do.  The field: rational functions of t > 0, compared for
      all small t.  The space: the
    numbers 0, 1, 2, ... of the given masses, so that all finite sums are at most 1, and one more point; events are the
    finite sets without that point, and their complements.  Increasing events with an event as their union become
    constant, and so the probability is continuous from below. *)

From Coq Require Import QArith Qabs List Lqa Lia PeanoNat Ring_theory OrderedRing.
From Barriers Require Import OrderedFields ProbabilitySpaces.
Import ListNotations.
Open Scope Q_scope.

(** ** Rational functions, for small arguments *)

Definition small (A : Q -> Prop) : Prop := exists e, 0 < e /\ forall t, 0 < t -> t < e -> A t.
Lemma small_and (A B C : Q -> Prop) : (forall t, 0 < t -> A t -> B t -> C t) -> small A -> small B -> small C.
Proof.
  intros H (d & D & X) (e & E & Y). destruct (Qlt_le_dec d e).
  - exists d. split; [exact D |]. intros t P L. apply H; [exact P | apply X; assumption | apply Y; lra].
  - exists e. split; [exact E |]. intros t P L. apply H; [exact P | apply X; lra | apply Y; lra].
Qed.
Lemma small_and3 (A B C D : Q -> Prop) : (forall t, 0 < t -> A t -> B t -> C t -> D t) -> small A -> small B ->
  small C -> small D.
Proof.
  intros H X Y Z. refine (small_and (fun t => A t /\ B t) C D _ _ Z); [intros t P [S T] U; apply H; assumption |].
  revert X Y. apply small_and. auto.
Qed.
Lemma small_all (A : Q -> Prop) : (forall t, 0 < t -> A t) -> small A.
Proof. intros H. exists 1. split; [reflexivity |]. intros t P _. apply H, P. Qed.
Lemma small_map (A B : Q -> Prop) : (forall t, 0 < t -> A t -> B t) -> small A -> small B.
Proof. intros H (e & E & X). exists e. split; [exact E |]. intros t P L. apply H; [exact P | apply X; assumption]. Qed.
Lemma small_never : small (fun _ => False) -> False.
Proof. intros (e & E & X). apply (X ((1 # 2) * e)); lra. Qed.

Fixpoint value (p : list Q) (t : Q) : Q := match p with [] => 0 | a :: p => a + t * value p t end.
Fixpoint plus (p q : list Q) : list Q := match p, q with [], _ => q | _, [] => p | a :: p,
  b :: q => (a + b) :: plus p q end.
Definition scale (c : Q) (p : list Q) : list Q := map (fun a => c * a) p.
Fixpoint times (p q : list Q) : list Q := match p with [] => [] | a :: p => plus (scale a q) (0 :: times p q) end.
Lemma value_plus p q t : value (plus p q) t == value p t + value q t.
Proof. revert q. induction p as [| a p IH]; intros [| b q]; cbn; try ring. rewrite IH. ring. Qed.
Lemma value_scale c p t : value (scale c p) t == c * value p t.
Proof. induction p as [| a p IH]; cbn; [ring |]. unfold scale in IH. rewrite IH. ring. Qed.
Lemma value_times p q t : value (times p q) t == value p t * value q t.
Proof. induction p as [| a p IH]; cbn [times value]; [ring |]. rewrite value_plus, value_scale. cbn [value].
  rewrite IH. ring. Qed.
Lemma value_bound p : exists b, 0 <= b /\ forall t, 0 < t -> t < 1 -> - b <= value p t <= b.
Proof.
  induction p as [| a p (b & B & H)]; [exists 0; split; [apply Qle_refl |]; intros; cbn; lra |].
  exists (Qabs a + b). pose proof (Qabs_nonneg a). split; [lra |]. intros t P L. cbn. specialize (H t P L).
  pose proof (Qle_Qabs a). pose proof (Qle_Qabs (- a)) as N. rewrite Qabs_opp in N. nra.
Qed.
(** For small t a polynomial is positive, negative or 0. *)
Definition sign_of (f : Q -> Q) : Type := {small (fun t => 0 < f t)} + {small (fun t => f t < 0)} + {small (fun t => f
  t == 0)}.
Lemma first_counts a p : 0 < a -> small (fun t => 0 < a + t * value p t).
Proof.
  intros A. destruct (value_bound p) as (b & B & H). set (e := a / (b + 1)).
  assert (Ee : e * (b + 1) == a) by (unfold e; field; lra).
  assert (E : 0 < e) by (unfold e; apply Qlt_shift_div_l; lra).
  exists (if Qlt_le_dec e 1 then e else 1). destruct (Qlt_le_dec e 1); (split; [lra |]); intros t P L;
    specialize (H t P ltac:(lra)); nra.
Qed.
Lemma polynomial_sign p : sign_of (value p).
Proof.
  induction p as [| a p IH]; [right; apply small_all; intros; reflexivity |].
  destruct (Qlt_le_dec 0 a) as [A | A]; [left; left; apply (first_counts a p A) |].
  destruct (Qlt_le_dec a 0) as [B | B].
  - left. right. assert (N : 0 < - a) by lra. pose proof (first_counts (- a) (scale (-1 # 1) p) N) as X. revert X.
    apply small_map.
    intros t _ X. rewrite value_scale in X. cbn. lra.
  - assert (Z : a == 0) by lra. destruct IH as [[H | H] | H]; [left; left | left; right | right]; revert H;
    apply small_map; intros t P H; cbn; nra.
Qed.

Definition fraction (f : Q -> Q) : Type :=
  {pd : list Q * list Q | small (fun t => ~ value (snd pd) t == 0 /\ f t * value (snd pd) t == value (fst pd) t)}.
Definition functions := {f : Q -> Q & fraction f}.
Definition constant (c : Q) : functions.
Proof. exists (fun _ => c). exists ([c], [1]). apply small_all. intros t _. cbn. split; [lra | ring]. Defined.
Definition tau : functions.
Proof. exists (fun t => t). exists ([0; 1], [1]). apply small_all. intros t _. cbn. split; [lra | ring]. Defined.
Lemma nonzero_times (x y : Q) : ~ x == 0 -> ~ y == 0 -> ~ x * y == 0.
Proof. intros X Y E. apply Qmult_integral in E. tauto. Qed.
Definition add_functions (f g : functions) : functions.
Proof.
  destruct f as [f ((p & d) & F)], g as [g ((q & e) & G)]. exists (fun t => f t + g t).
  exists (plus (times p e) (times q d), times d e). revert F G. apply small_and. cbn [fst snd]. intros t _ [D F] [E G].
  rewrite value_plus, !value_times, <- F, <- G. split; [apply nonzero_times; assumption | ring].
Defined.
Definition mul_functions (f g : functions) : functions.
Proof.
  destruct f as [f ((p & d) & F)], g as [g ((q & e) & G)]. exists (fun t => f t * g t).
  exists (times p q, times d e). revert F G. apply small_and. cbn [fst snd]. intros t _ [D F] [E G].
  rewrite !value_times, <- F, <- G. split; [apply nonzero_times; assumption | ring].
Defined.
Definition opp_functions (f : functions) : functions := mul_functions (constant (-1 # 1)) f.
Definition sub_functions (f g : functions) : functions := add_functions f (opp_functions g).
Definition inv_functions (f : functions) : functions.
Proof.
  destruct f as [f ((p & d) & F)]. exists (fun t => / f t). destruct (polynomial_sign p) as [[H | H] | H].
  - exists (d, p). revert F H. apply small_and. cbn [fst snd]. intros t _ [D F] H. split; [lra |].
    assert (~ f t == 0) by (intros Z; rewrite Z in F; lra). rewrite <- F. field. assumption.
  - exists (d, p). revert F H. apply small_and. cbn [fst snd]. intros t _ [D F] H. split; [lra |].
    assert (~ f t == 0) by (intros Z; rewrite Z in F; lra). rewrite <- F. field. assumption.
  - exists ([0], [1]). revert F H. apply small_and. cbn [fst snd value]. intros t _ [D F] H. split; [lra |].
    assert (Z : f t == 0). { rewrite H in F. apply Qmult_integral in F. tauto. }
    assert (V : / f t == 0) by (rewrite Z; reflexivity). rewrite V. ring.
Defined.
Definition eq_functions (f g : functions) : Prop := small (fun t => projT1 f t == projT1 g t).
Definition le_functions (f g : functions) : Prop := small (fun t => projT1 f t <= projT1 g t).
Definition lt_functions (f g : functions) : Prop := small (fun t => projT1 f t < projT1 g t).
Lemma add_value f g t : projT1 (add_functions f g) t = projT1 f t + projT1 g t.
Proof. destruct f as [f ((p & d) & F)], g as [g ((q & e) & G)]. reflexivity. Qed.
Lemma mul_value f g t : projT1 (mul_functions f g) t = projT1 f t * projT1 g t.
Proof. destruct f as [f ((p & d) & F)], g as [g ((q & e) & G)]. reflexivity. Qed.
Lemma inv_value f t : projT1 (inv_functions f) t = / projT1 f t.
Proof. destruct f as [f ((p & d) & F)]. reflexivity. Qed.
Lemma opp_value f t : projT1 (opp_functions f) t = (-1 # 1) * projT1 f t.
Proof. apply (mul_value (constant (-1 # 1))). Qed.
Lemma sub_value f g t : projT1 (sub_functions f g) t = projT1 f t + (-1 # 1) * projT1 g t.
Proof. unfold sub_functions. rewrite add_value, opp_value. reflexivity. Qed.
Lemma constant_value c t : projT1 (constant c) t = c.
Proof. reflexivity. Qed.
#[local] Hint Rewrite constant_value add_value mul_value opp_value sub_value inv_value : functions.
Ltac values := autorewrite with functions in *.

Lemma sign (f : functions) : sign_of (projT1 f).
Proof.
  destruct f as [f ((p & d) & F)]. cbn [projT1]. cbn [fst snd] in F.
  assert (X : forall A : Q -> Prop, (forall t, f t * (value d t * value d t) == value p t * value d t ->
    ~ value d t == 0 -> A t) -> small A).
  { intros A HA. revert F. apply small_map. intros t _ [N F]. apply HA; [rewrite <- F; ring | exact N]. }
  destruct (polynomial_sign (times p d)) as [[H | H] | H]; [left; left | left; right | right];
    (revert F H; apply small_and; intros t _ [N F] H; rewrite value_times, <- F in H).
  - assert (0 < value d t * value d t) by (destruct (Qlt_le_dec 0 (value d t)); nra). nra.
  - assert (0 < value d t * value d t) by (destruct (Qlt_le_dec 0 (value d t)); nra). nra.
  - apply Qmult_integral in H. destruct H as [H | H]; [| contradiction]. apply Qmult_integral in H. tauto.
Qed.
Lemma compare_functions (f g : functions) : {lt_functions f g} + {lt_functions g f} + {eq_functions f g}.
Proof.
  destruct (sign (sub_functions g f)) as [[H | H] | H]; [left; left | left; right | right];
    revert H; apply small_map; intros t _ H; values; lra.
Qed.
Ltac set_values := repeat match goal with |- context [projT1 ?f ?t] => let v := fresh "v" in set (v :=
  projT1 f t) in *; clearbody v end.
Ltac pointwise := unfold eq_functions, le_functions, lt_functions in *; apply small_all; intros; values; set_values;
  ring.
Lemma functions_ordered : SOR (constant 0) (constant 1) add_functions mul_functions sub_functions opp_functions
  eq_functions le_functions lt_functions.
Proof.
  constructor.
  - constructor; [intros f; apply small_all; intros; reflexivity | intros f g; apply small_map; intros; lra |].
    intros f g h. apply small_and. intros; lra.
  - intros f g E u v G. revert E G. apply small_and. intros t _ E G. values. rewrite E, G. reflexivity.
  - intros f g E u v G. revert E G. apply small_and. intros t _ E G. values. rewrite E, G. reflexivity.
  - intros f g. apply small_map. intros t _ E. values. rewrite E. reflexivity.
  - intros f g E u v G. split; intros H; refine (small_and3 _ _ _ _ _ E G H); intros; lra.
  - intros f g E u v G. split; intros H; refine (small_and3 _ _ _ _ _ E G H); intros; lra.
  - constructor; intros; pointwise.
  - intros f. apply small_all. intros. apply Qle_refl.
  - intros f g. apply small_and. intros. lra.
  - intros f g h. apply small_and. intros. lra.
  - intros f g. split.
    + intros L. split; [revert L; apply small_map; intros; lra |]. intros E. apply small_never. revert L E.
      apply small_and. intros. lra.
    + intros [L N]. destruct (compare_functions f g) as [[H | H] | H]; [exact H | | contradiction].
      exfalso. apply small_never. revert L H. apply small_and. intros. lra.
  - intros f g. destruct (compare_functions f g) as [[H | H] | H]; auto.
  - intros f g h. apply small_map. intros. values. lra.
  - intros f g. apply small_and. intros t _ X Y. values. cbn [projT1 constant] in *. nra.
  - intros E. apply small_never. revert E. apply small_map. cbn [projT1 constant]. intros. lra.
Qed.
Definition small_field : ordered_field.
Proof.
  refine {| ordered_ring := functions_ordered; finv := inv_functions |}.
  - intros f g. apply small_map. intros t _ E. values. rewrite E. reflexivity.
  - intros f N. destruct (compare_functions f (constant 0)) as [[H | H] | H]; [| | contradiction];
      revert H; apply small_map; intros t _ H; values; cbn [projT1 constant] in *; field; lra.
  - intros f g. destruct (compare_functions f g) as [[H | H] | H]; [left; exact H | right | right];
      revert H; apply small_map; intros; lra.
Defined.

(** ** Finite sets and their complements *)

Section Space.
Context {F : ordered_field} (m : nat -> F).
Open Scope field_scope.
Fixpoint part (h : nat -> bool) (N : nat) : F := match N with O => 0 | S N => part h N + (if h N then m N else 0) end.
Hypothesis nonneg : forall n, 0 <= m n.
Hypothesis bounded : forall N, part (fun _ => true) N <= 1.
Definition total (g : option nat -> bool) (N : nat) : F :=
  if g None then 1 - part (fun n => negb (g (Some n))) N else part (fun n => g (Some n)) N.

Lemma part_more h N M : (N <= M)%nat -> (forall n, (N <= n < M)%nat -> h n = false) -> part h M == part h N.
Proof.
  intros L. induction L as [| M L IH]; intros H; [reflexivity |]. cbn. rewrite (H M) by lia. rewrite IH by (intros;
    apply H; lia). fra.
Qed.
Lemma total_more g N M : (N <= M)%nat -> (forall n, (N <= n)%nat -> g (Some n) = g None) -> total g M == total g N.
Proof.
  intros L H. unfold total. destruct (g None) eqn:E.
  - rewrite (part_more (fun n => negb (g (Some n))) N M L) by (intros n [X _]; rewrite (H n X); reflexivity).
    reflexivity.
  - apply (part_more (fun n => g (Some n)) N M L). intros n [X _]. exact (H n X).
Qed.
Lemma part_le h h' N : (forall n, h n = true -> h' n = true) -> part h N <= part h' N.
Proof.
  intros H. induction N as [| N IH]; cbn; [apply le_refl |]. pose proof (nonneg N). specialize (H N).
  destruct (h N), (h' N); try fra. discriminate (H eq_refl).
Qed.
Lemma part_disjoint h h' N : (forall n, h n = true -> h' n = false) -> part h N + part h' N <= part (fun _ => true) N.
Proof.
  intros H. induction N as [| N IH]; cbn; [fra |]. pose proof (nonneg N). specialize (H N).
  destruct (h N), (h' N); try fra. discriminate (H eq_refl).
Qed.
Lemma part_split f h h' N : (forall n, f n = (h n || h' n)%bool /\ (h n && h' n)%bool = false) ->
  part f N == part h N + part h' N.
Proof.
  intros H. induction N as [| N IH]; cbn; [fra |]. destruct (H N) as [E D]. rewrite E. destruct (h N), (h' N);
    try discriminate D; cbn; fra.
Qed.
Lemma total_le g h N : (forall w, g w = true -> h w = true) -> total g N <= total h N.
Proof.
  intros H. unfold total. pose proof (H None) as HN. destruct (g None), (h None).
  - assert (part (fun n => negb (h (Some n))) N <= part (fun n => negb (g (Some n))) N); [| fra].
    apply part_le. intros n. specialize (H (Some n)). destruct (g (Some n)), (h (Some n)); auto.
  - discriminate (HN eq_refl).
  - pose proof (part_disjoint (fun n => g (Some n)) (fun n => negb (h (Some n))) N) as D. pose proof (bounded N).
    assert (part (fun n => g (Some n)) N + part (fun n => negb (h (Some n))) N <= part (fun _ => true) N); [| fra].
    apply D. intros n X. rewrite (H (Some n) X). reflexivity.
  - apply part_le. intros n. apply H.
Qed.

Definition finite_or_cofinite : probability_space F.
Proof.
  refine {| outcome := option nat; Pr := fun A x => exists g N, (forall w, A w <-> g w = true) /\
    (forall n, (N <= n)%nat -> g (Some n) = g None) /\ x == total g N |}.
  - exists (fun _ => true), O. split; [tauto |]. split; [reflexivity |]. unfold total. cbn. fra.
  - intros A B x y (g & N & EA & CA & X) (h & M & EB & CB & Y) I.
    rewrite X, Y, <- (total_more g N (N + M)), <- (total_more h M (N + M)) by (lia || assumption).
    apply total_le. intros w W. apply EB, I, EA, W.
  - intros A B x y (g & N & EA & CA & X) (h & M & EB & CB & Y).
    exists (total (fun w => g w && h w)%bool (N + M)), (total (fun w => g w && negb (h w))%bool (N + M)). split;
      [| split].
    + exists (fun w => g w && h w)%bool, (N + M)%nat. split; [intros w; rewrite Bool.andb_true_iff, EA, EB;
      reflexivity |].
      split; [intros n L; rewrite (CA n), (CB n) by lia; reflexivity | reflexivity].
    + exists (fun w => g w && negb (h w))%bool, (N + M)%nat.
      split; [intros w; rewrite Bool.andb_true_iff, Bool.negb_true_iff, EA, EB, Bool.not_true_iff_false; reflexivity |].
      split; [intros n L; rewrite (CA n), (CB n) by lia; reflexivity | reflexivity].
    + rewrite X, <- (total_more g N (N + M)) by (lia || assumption). unfold total. destruct (g None), (h None); cbn.
      * assert (part (fun n => negb (g (Some n) && h (Some n))) (N + M) ==
          part (fun n => negb (g (Some n))) (N + M) + part (fun n => (g (Some n) && negb (h (Some n)))%bool) (N + M));
            [| fra].
        apply part_split. intros n. destruct (g (Some n)), (h (Some n)); auto.
      * assert (part (fun n => negb (g (Some n) && negb (h (Some n)))) (N + M) ==
          part (fun n => negb (g (Some n))) (N + M) + part (fun n => (g (Some n) && h (Some n))%bool) (N + M)); [| fra].
        apply part_split. intros n. destruct (g (Some n)), (h (Some n)); auto.
      * apply part_split. intros n. destruct (g (Some n)), (h (Some n)); auto.
      * apply part_split. intros n. destruct (g (Some n)), (h (Some n)); auto.
  - intros A B x E I (g & N & EB & CB & X) U e He.
    assert (More : forall n n' w, (n <= n')%nat -> A n w -> A n' w) by (intros n n' w L; induction L; auto).
    assert (All : exists n, forall w, g w = true -> A n w).
    { assert (Tail : exists n M, (g None = true -> A n None) /\ forall i, (M <= i)%nat -> g (Some i) = true ->
      A n (Some i)).
      { destruct (g None) eqn:G.
        - destruct (proj1 (U None) (proj2 (EB None) G)) as [n Hn]. destruct (E n) as (y & h & M & EA & CA & _).
          exists n, M. split; [intros _; exact Hn |]. intros i L _. apply EA. rewrite (CA i L). apply EA, Hn.
        - exists O, N. split; [discriminate |]. intros i L W. rewrite (CB i L) in W. discriminate. }
      destruct Tail as (n & M & HN & HM).
      assert (Head : exists n', (n <= n')%nat /\ forall i, (i < M)%nat -> g (Some i) = true -> A n' (Some i)).
      { clear HM. induction M as [| M (n' & L & H)]; [exists n; split; [lia | intros; lia] |].
        destruct (g (Some M)) eqn:G.
        - destruct (proj1 (U (Some M)) (proj2 (EB (Some M)) G)) as [k Hk]. exists (Nat.max n' k). split; [lia |].
          intros i Hi W. destruct (Nat.eq_dec i M) as [-> | Ne]; [apply (More k); [lia | exact Hk] | apply (More n');
            [lia | apply H; [lia | exact W]]].
        - exists n'. split; [exact L |]. intros i Hi W. destruct (Nat.eq_dec i M) as [-> | Ne];
          [congruence | apply H; [lia | exact W]]. }
      destruct Head as (n' & L & H). exists n'. intros [i |] W.
      - destruct (Nat.le_gt_cases M i) as [C | C]; [apply (More n); [exact L | apply HM; assumption] | apply H;
        assumption].
      - apply (More n); [exact L | apply HN, W]. }
    destruct All as [n Hn]. exists n. destruct (E n) as (y & h & M & EA & CA & Y). exists y. split; [exists h, M;
      auto |].
    assert (x <= y); [| fra]. rewrite X, Y, <- (total_more g N (N + M)),
      <- (total_more h M (N + M)) by (lia || assumption).
    apply total_le. intros w W. apply EA, Hn, W.
Defined.
End Space.
