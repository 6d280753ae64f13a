(** * Mutants of J: families of which the members are far from the limit, or all have the limit's solution *)

From Coq Require Import QArith Qround Qabs List Lqa Lia PeanoNat.
From Barriers Require Import Algorithms Probability Tapes Computation Sharpness Flags.
From Barriers Require Import TrustBarriers VacuityComputation.
From Mutants Require Import Verdicts Facts.
Import ListNotations.
Open Scope Q_scope.

(** ** Families *)

(** [true] if evaluation 0 is 0, [false] if it is at least 1/4. *)
Definition reader : algorithm bool := Read 0 5 (fun v => Output (Qle_bool v (1 # 8))).

Lemma reader_right (f : nat -> Q) o (S : bool -> Prop) : admissible f o ->
  (f O == 0 /\ S true) \/ (1 # 4 <= f O /\ S false) -> success_at_least d o S 0 1 reader.
Proof.
  intros A H. apply (attains_at_least _ _ 9%nat). destruct (A 0%nat 5%nat) as [_ E].
  change (power (1 # 2) 5) with (1 # 32) in E. apply Qabs_Qle_condition in E.
  constructor 4; [lia |]. constructor 2; [| lra]. apply discrete_accurate.
  destruct (Qle_bool (o 0%nat 5%nat) (1 # 8)) eqn:B.
  - apply Qle_bool_iff in B. destruct H as [[_ H] | [H _]]; [exact H | exfalso; lra].
  - destruct H as [[H _] | [_ H]]; [| exact H]. exfalso. rewrite (proj2 (Qle_bool_iff _ _)) in B; [discriminate | lra].
Qed.

(** The members, or the first one alone, are far from the limit. *)
Definition far (n k : nat) : Q := match n with O => 0 | S _ => 1 end.
Definition one_far (n k : nat) : Q := match n with 1%nat => 1 # 4 | _ => 0 end.
Definition others_far (n k : nat) : Q := match n with O => 0 | 1%nat => 1 # 4 | _ => 1 end.
Definition one_right (n : nat) (x : bool) : Prop := x = match n with 1%nat => false | _ => true end.

Lemma far_right info : (forall n, admissible (far n) (info n)) ->
  forall n, success_at_least d (info n) (jump_right n) 0 1 reader.
Proof. intros A n. apply (reader_right _ _ _ (A n)). destruct n; [left | right]; split; reflexivity || (unfold far;
  lra). Qed.
Lemma one_far_right info : (forall n, admissible (one_far n) (info n)) ->
  forall n, success_at_least d (info n) (one_right n) 0 1 reader.
Proof. intros A n. apply (reader_right _ _ _ (A n)). destruct n as [| [|]]; [left | right | left]; split;
  reflexivity || (unfold one_far; lra). Qed.
Lemma others_far_right info : (forall n, admissible (others_far n) (info n)) ->
  forall n, success_at_least d (info n) (jump_right n) 0 1 reader.
Proof. intros A n. apply (reader_right _ _ _ (A n)). destruct n as [| [|]]; [left | right | right]; split;
  reflexivity || (unfold others_far; lra). Qed.
#[global] Hint Resolve far_right one_far_right others_far_right : readers.

Definition wrong_information : nat -> oracle := fun _ _ _ => 5.
Definition zero (n k : nat) : Q := 0.
Definition all_right {A : Type} (_ : A) (x : bool) : Prop := True.
Definition jump_ends (n : nat) (x : Q) : Prop := x = match n with O => 0 | S _ => 1 end.

(** ** What holds *)

(** J for outputs that are not right about the limit and a member, for whatever reason. *)
Lemma J_excluding {M} (d : metric M) (f : nat -> nat -> Q) (solutions : nat -> M -> Prop) :
  (forall n k, (1 <= n)%nat -> Qabs (f n k - f O k) <= power (1 # 4) n) ->
  exists information, (forall n, admissible (f n) (information n)) /\
    forall alpha t b, (exists N, forall n, (N <= n)%nat -> (1 <= n)%nat ->
        forall x, accurate d alpha (solutions O) x -> accurate d alpha (solutions n) x -> False) ->
      (forall n, success_at_least d (information n) (solutions n) alpha b t) -> b <= 1 # 2.
Proof.
  intros C. exists (jump_information f). split; [apply J_admissible, C |].
  intros alpha t b [N E] B. apply Qnot_lt_le; intros L. destruct (above_half _ _ t b L (B O)) as [m A].
  pose (n := Nat.max N m).
  apply (A (jump_information f (S n)) (accurate d alpha (solutions (S n)))); [| | apply B].
  - apply (as_limit_agrees (f O) (f (S n)) (S n) m). unfold n. lia.
  - intros x X0 X. apply (E (S n) ltac:(unfold n; lia) ltac:(lia) x X0 X).
Qed.

(** J for every second member. *)
Lemma J_along {M} (d : metric M) (f : nat -> nat -> Q) (solutions : nat -> M -> Prop) (kappa : Q) :
  (forall n k, (1 <= n)%nat -> Qabs (f (2 * n)%nat k - f O k) <= power (1 # 4) n) ->
  (forall n, (1 <= n)%nat -> apart d kappa (solutions (2 * n)%nat) (solutions O)) ->
  exists information, (forall n, admissible (f n) (information n)) /\
    forall alpha t b, 2 * alpha < kappa ->
      (forall n, success_at_least d (information n) (solutions n) alpha b t) -> b <= 1 # 2.
Proof.
  intros C A. destruct (J d (fun n => f (2 * n)%nat) (fun n => solutions (2 * n)%nat) kappa C A) as (info & I & B).
  exists (fun n => if Nat.even n then info (Nat.div2 n) else fun k => nearest (f n k)). split.
  - intros n. destruct (Nat.even n) eqn:E; [| apply nearest_admissible].
    apply Nat.even_spec in E as [k ->]. rewrite Nat.div2_double. apply I.
  - intros alpha t b L S. apply (B alpha t b L). intros n. specialize (S (2 * n)%nat).
    rewrite Nat.even_mul, Nat.div2_double in S. exact S.
Qed.

Lemma power_square q n : power q (2 * n) == power (q * q) n.
Proof.
  induction n as [| n IH]; [reflexivity |]. replace (2 * S n)%nat with (S (S (2 * n))) by lia.
  cbn [power]. rewrite IH. ring.
Qed.
Lemma power_grows p q n : 0 <= p -> p <= q -> power p n <= power q n.
Proof.
  intros P L. assert (G : 0 <= power p n) by (induction n; cbn [power]; nra).
  induction n as [| n IH]; cbn [power] in *; [lra |].
  assert (0 <= power p n) by (clear -P; induction n; cbn [power]; nra). specialize (IH ltac:(assumption)). nra.
Qed.
Lemma power_twice q n : 0 <= q -> q * q <= 1 # 4 -> power q (2 * n) <= power (1 # 4) n.
Proof. intros P L. rewrite power_square. apply power_grows; nra. Qed.

(** An accuracy below 0 is nobody's: points as near as that are as near as one likes. *)
Lemma never_below_zero {M} (d : metric M) kappa alpha S T x : apart d kappa S T -> alpha < 0 ->
  accurate d alpha S x -> accurate d alpha T x -> False.
Proof.
  intros A L HS HT.
  destruct (HS ((1 # 2) * - alpha) ltac:(lra)) as (s & Ss & Ns).
  destruct (HT ((1 # 2) * - alpha) ltac:(lra)) as (t & Tt & Nt).
  set (r := alpha + (1 # 2) * - alpha) in *.
  assert (E : near d s (r + r) t) by (eapply near_triangle; [apply near_symmetric, Ns | exact Nt]).
  assert (Far : forall n : nat, exists q, near d s q t /\ q <= alpha * (1 + inject_Z (Z.of_nat n))).
  { induction n as [| n (q & Nq & Lq)].
    - exists (r + r). split; [exact E | unfold r; change (inject_Z (Z.of_nat 0)) with 0; lra].
    - exists (q + (r + r + (r + r))). split.
      + eapply near_triangle; [exact Nq |]. eapply near_triangle; [apply near_symmetric, E | exact E].
      + rewrite Nat2Z.inj_succ, <- Z.add_1_r, inject_Z_plus. change (inject_Z 1) with 1. unfold r in *. lra. }
  destruct (Far (Z.to_nat (Qceiling (kappa / alpha)))) as (q & Nq & Lq). pose proof (A s t q Ss Tt Nq) as K.
  pose proof (Qle_ceiling (kappa / alpha)) as C. set (z := Qceiling (kappa / alpha)) in *.
  assert (Z : inject_Z z <= inject_Z (Z.of_nat (Z.to_nat z))) by (unfold Qle; simpl; lia).
  assert (D : kappa == alpha * (kappa / alpha)) by (field; lra).
  set (k := kappa / alpha) in *. set (i := inject_Z (Z.of_nat (Z.to_nat z))) in *. nra.
Qed.
Lemma three_are_enough {M} (d : metric M) kappa alpha S T x : apart d kappa S T -> 3 * alpha < kappa ->
  accurate d alpha S x -> accurate d alpha T x -> False.
Proof.
  intros A L. destruct (Qlt_le_dec alpha 0); [apply (never_below_zero d kappa); assumption |].
  apply (accurate_not_both d kappa); [assumption | lra].
Qed.
(** Solutions at a positive distance from themselves are none. *)
Lemma at_most_half {M} (d : metric M) kappa alpha S o t b : apart d kappa S S -> 2 * alpha < kappa ->
  success_at_least d o S alpha b t -> b <= 1 # 2.
Proof.
  intros A L B. apply Qnot_lt_le; intros C. destruct (above_half _ _ t b C B) as [m N].
  apply (N o (accurate d alpha S)); [intros ? ? ?; reflexivity | | exact B].
  intros x X _. exact (accurate_not_both d kappa alpha S S x A L X X).
Qed.

(** ** J *)

Ltac prove_Computation_J :=
  first
    [ intros M d f S kappa C A;
      first
        [ apply J_along; [intros n k Hn; eapply Qle_trans; [apply C; lia | apply power_twice; lra] | intros n Hn;
          apply A; lia]
        | apply (J d f S kappa); [intros n k Hn; eapply Qle_trans; [apply C; lia | apply power_grows; lra] | exact A]
        | let i := fresh "i" in let I := fresh "I" in let B := fresh "B" in
          destruct (J_excluding d f S C) as (i & I & B); exists i; split; [exact I |]; intros alpha t b L H;
          first
            [ apply (B alpha t b); [exists O; intros n _ Hn x X0 X; apply (three_are_enough d kappa alpha _ _ x (A n Hn)
              L X X0) | exact H]
            | apply (at_most_half d kappa alpha (S 1%nat) (i 1%nat) t b (A 1%nat (le_n 1)) L (H 1%nat)) ]
        | let i := fresh "i" in let I := fresh "I" in let B := fresh "B" in
          destruct (J d f S kappa C A) as (i & I & B); exists i; split; [exact I |];
          exists 0, never, 0; intros; lra ] ].

Ltac refute_Computation_J m :=
  let at_ f S alpha t b := (falsify m (bool ;; d ;; f ;; S ;; 1 ;; wrong_information ;; alpha ;; t ;; b ;; tt)) in
  first
    [ at_ far jump_right 0 reader 1 | at_ a_jump jump_right 0 tossed (1 # 2) | at_ a_jump jump_right 0 tossed 0
    | at_ a_jump jump_right 0 tossed 5 | at_ a_jump jump_right 0 (Output true) 1
    | at_ one_far one_right 0 reader 1 | at_ others_far jump_right 0 reader 1
    | at_ a_jump jump_right 1 (Output true) 1 | at_ a_jump (@all_right nat) 0 (Output true) 1
    | falsify m (bool ;; d ;; zero ;; jump_right ;; 1 ;; wrong_information ;; O ;; tt)
    | falsify m (Q ;; line ;; a_jump ;; jump_ends ;; 1 ;; wrong_information ;; (1 # 2) ;; Output (1 # 2) ;; 1 ;; tt) ].

(** ** The information about the jump *)

(** Evaluations of the limit, of the first and of the second member. *)
Definition three (x y z : Q) (n k : nat) : Q := match n with O => x | 1%nat => y | _ => z end.

Ltac refute_Computation_J_admissible m :=
  let at_ x y z n := (falsify m (three x y z ;; n ;; tt)) in
  first [ at_ 0 8 0 1%nat | at_ 8 0 0 1%nat | at_ 0 0 8 2%nat
        | at_ (1 # 4) (-1 # 4) (1 # 4) 1%nat | at_ (1 # 4) (-1 # 12) (1 # 4) 1%nat ].
Ltac prove_Computation_J_admissible :=
  intros f C; apply J_admissible; intros n k Hn; eapply Qle_trans; [apply C; lia | apply power_grows; lra].

(** ** One run, and the sum *)

Definition is_true (x : bool) : Prop := x = true.
Definition is_false (x : bool) : Prop := x = false.
Definition nothing (x : bool) : Prop := False.
Definition anything (x : bool) : Prop := True.
(** Solutions of the limit, of the first member and of the others. *)
Definition three_sets (a b c : bool -> Prop) (n : nat) : bool -> Prop := match n with O => a | 1%nat => b | _ => c end.
Definition any_tape : tape := fun _ => true.
(** Reads to level 2 what [reader] reads to level 5, and says the contrary. *)
Definition contrary : algorithm bool := Read 0 2 (fun v => Output (negb (Qle_bool v (1 # 8)))).
Definition no_metric : metric Empty_set.
Proof. refine {| near := fun _ _ _ => True |}; trivial. Defined.

Ltac refute_Computation_J_sum m :=
  let at_ f S alpha t k n k' p q := (falsify m (bool ;; d ;; f ;; S ;; 1 ;; alpha ;; t ;; k ;; n ;; k' ;; p ;; q ;;
    tt)) in
  first
    [ at_ a_jump jump_right 0 tossed O 1%nat O (1 # 2) (1 # 2) | at_ a_jump jump_right 0 tossed O 1%nat O 0 0
    | at_ a_jump (three_sets is_true is_true is_false) 0 (Output true) O 1%nat O 1 1
    | at_ a_jump (three_sets is_true is_false is_true) 0 (Output true) O 2%nat O 1 1
    | at_ a_jump (three_sets is_true nothing is_true) 0 (Output true) O 2%nat O 1 1
    | at_ a_jump jump_right 0 (Output true) O O O 1 1 | at_ a_jump jump_right 0 (Output false) O 1%nat O 1 1
    | at_ a_jump jump_right 1 (Output true) O 1%nat O 1 1 | at_ a_jump jump_right 0 (Output true) O 1%nat O 5 0
    | at_ a_jump jump_right 0 (Output true) O 1%nat O 0 5
    | at_ (three 0 1 0) jump_right 0 contrary 2%nat 2%nat 2%nat 1 1
    | at_ (three 0 1 0) jump_right 0 reader 5%nat 1%nat 5%nat 1 1
    | falsify m (Q ;; line ;; a_jump ;; jump_ends ;; 1 ;; (1 # 2) ;; Output (1 # 2) ;; O ;; 1%nat ;; O ;; 1 ;; 1 ;;
      tt) ].
(** Of 3 alpha < kappa. *)
Ltac prove_Computation_J_sum :=
  intros M d f S kappa alpha A L t m n m' p q Hm Hn P Q; destruct n as [| n]; [lia |];
  apply (coupling _ _ _ _ _ _ _ _ _ P (as_limit_agrees (f O) (f (Datatypes.S n)) (Datatypes.S n) m Hm)) in Q;
    [exact Q |];
  intros x X0 Xn; exact (three_are_enough d kappa alpha _ _ x (A (Datatypes.S n) Hn) L Xn X0).

Ltac refute_Computation_J_tape m :=
  let at_ f S alpha t n steps x r := (falsify m (bool ;; d ;; f ;; S ;; 1 ;; alpha ;; t ;; n ;; steps ;; any_tape ;;
    x ;; r ;; tt)) in
  let none := constr:(@nil (nat * nat * Q)) in
  first
    [ at_ a_jump jump_right 0 (Output true) O 1%nat true none
    | at_ a_jump (three_sets is_true is_true is_false) 0 (Output true) O 1%nat true none
    | at_ a_jump (three_sets is_true is_false is_true) 0 (Output true) 1%nat 1%nat true none
    | at_ a_jump (three_sets is_true nothing is_true) 0 (Output true) 1%nat 1%nat true none
    | at_ a_jump jump_right 0 (Output false) O 1%nat false none | at_ a_jump jump_right 1 (Output true) O 1%nat true
      none
    | at_ a_jump jump_right 0 (Output true) O O true none
    | at_ (three 0 1 0) jump_right 0 contrary 2%nat 2%nat true [(0%nat, 2%nat, nearest 1 2)]
    | at_ (three 0 1 0) jump_right 0 reader 0%nat 2%nat true [(0%nat, 5%nat, nearest 0 5)]
    | falsify m (Q ;; line ;; a_jump ;; jump_ends ;; 1 ;; (1 # 2) ;; Output (1 # 2) ;; O ;; 1%nat ;; any_tape ;;
      (1 # 2) ;; none ;; tt)
    | falsify m (Empty_set ;; no_metric ;; a_jump ;; (fun (_ : nat) (_ : Empty_set) => True) ;; 1 ;; 0 ;; tt) ].
Ltac prove_Computation_J_tape :=
  intros M d f S kappa alpha A L t n steps w x r R B; split;
  [ apply (same_run (jump_information f O) _ n); [| exact R | exact B]; apply (as_limit_agrees (f O) (f (Datatypes.S n))
    (Datatypes.S n) n); lia
  | intros [X0 Xn]; exact (three_are_enough d kappa alpha _ _ x (A (Datatypes.S n) ltac:(lia)) L Xn X0) ].
