(** * An ordered field that is not Archimedean: germs of rational functions

    Functions of n = 0, 1, 2, ... that are quotients of polynomials from some n on.  What holds from some n on is what
      is
    said of them: equal, less_germ.  So 1/(n + 1) is positive, and below every positive rational number. *)

From Coq Require Import QArith Qround List Lqa Lia PeanoNat Setoid Ring_theory.
From Coq Require Import OrderedRing.
From Barriers Require Import OrderedFields.
Import ListNotations.
Open Scope Q_scope.

(** ** Polynomials, the constant coefficient first *)

Definition at_n (n : nat) : Q := inject_Z (Z.of_nat n).
Fixpoint eval_at (p : list Q) (x : Q) : Q := match p with [] => 0 | a :: p => a + x * eval_at p x end.
Fixpoint add (p q : list Q) : list Q :=
  match p, q with [], q => q | p, [] => p | a :: p, b :: q => (a + b) :: add p q end.
Fixpoint multiply (p q : list Q) : list Q := match p with [] => [] | a :: p => add (map (Qmult a) q) (0 :: multiply p q)
  end.

Lemma value_plus p q x : eval_at (add p q) x == eval_at p x + eval_at q x.
Proof. revert q. induction p as [| a p IH]; intros [| b q]; cbn; try ring. rewrite IH. ring. Qed.
Lemma value_scaled a q x : eval_at (map (Qmult a) q) x == a * eval_at q x.
Proof. induction q as [| b q IH]; cbn; [ring |]. rewrite IH. ring. Qed.
Lemma value_times p q x : eval_at (multiply p q) x == eval_at p x * eval_at q x.
Proof. induction p as [| a p IH]; cbn; [ring |]. rewrite value_plus, value_scaled. cbn. rewrite IH. ring. Qed.

(** From some n on. *)
Definition finally (A : nat -> Prop) : Prop := exists N, forall n, (N <= n)%nat -> A n.
Lemma finally_both (A B : nat -> Prop) : finally A -> finally B -> finally (fun n => A n /\ B n).
Proof. intros [N H] [N' H']. exists (Nat.max N N'). intros n L. split; [apply H | apply H']; lia. Qed.
Lemma finally_only (A B : nat -> Prop) : (forall n, A n -> B n) -> finally A -> finally B.
Proof. intros I [N H]. exists N. auto. Qed.
Lemma finally_not (A : nat -> Prop) : (forall n, ~ A n) -> ~ finally A.
Proof. intros H [N A']. exact (H N (A' N (le_n _))). Qed.

Lemma passes d c : 0 < d -> finally (fun n => c <= at_n n * d).
Proof.
  intros H. exists (Z.to_nat (Qceiling (c / d))). intros n L. unfold at_n.
  assert (E : c / d <= inject_Z (Z.of_nat n)).
  { eapply Qle_trans; [apply Qle_ceiling |]. rewrite <- Zle_Qle. lia. }
  assert (c == c / d * d) by (field; lra). nra.
Qed.

(** A polynomial is 0, or away from 0, from some n on. *)
Definition sign_of (p : list Q) : {finally (fun n => eval_at p (at_n n) == 0)} +
  {exists d, 0 < d /\ finally (fun n => d <= eval_at p (at_n n))} +
  {exists d, 0 < d /\ finally (fun n => eval_at p (at_n n) <= - d)}.
Proof.
  induction p as [| a p [[Z | P] | N]].
  - left. left. exists O. reflexivity.
  - destruct (Q_dec a 0) as [[L | L] | L]; [right | left; right | left; left].
    + exists (- a). split; [lra |]. revert Z. apply finally_only. intros n E. cbn. rewrite E. lra.
    + exists a. split; [lra |]. revert Z. apply finally_only. intros n E. cbn. rewrite E. lra.
    + revert Z. apply finally_only. intros n E. cbn. rewrite E. lra.
  - left. right. destruct P as (d & D & H). exists 1. split; [lra |].
    generalize (finally_both _ _ H (finally_both _ _ (passes d (1 - a) D) (passes 1 0 ltac:(lra)))).
    apply finally_only. intros n (E & B & C). cbn. nra.
  - right. destruct N as (d & D & H). exists 1. split; [lra |].
    generalize (finally_both _ _ H (finally_both _ _ (passes d (1 + a) D) (passes 1 0 ltac:(lra)))).
    apply finally_only. intros n (E & B & C). cbn. nra.
Defined.

(** ** Germs *)

Definition quotient (f : nat -> Q) : Type := { pq : list Q * list Q |
  finally (fun n => ~ eval_at (snd pq) (at_n n) == 0 /\ f n * eval_at (snd pq) (at_n n) == eval_at (fst pq) (at_n n)) }.
Definition germ : Type := { f : nat -> Q & quotient f }.
Definition fn (x : germ) : nat -> Q := projT1 x.
Definition alike (x y : germ) : Prop := finally (fun n => fn x n == fn y n).
Definition less_germ (x y : germ) : Prop := finally (fun n => fn x n < fn y n).
Definition no_more (x y : germ) : Prop := finally (fun n => fn x n <= fn y n).

Lemma not_zero a b : ~ a == 0 -> ~ b == 0 -> ~ a * b == 0.
Proof. intros A B E. apply Qmult_integral in E. tauto. Qed.
Definition number (c : Q) : germ.
Proof. exists (fun _ => c), ([c], [1]). exists O. intros n _. cbn. split; [lra | ring]. Defined.
Definition germ_sum (x y : germ) : germ.
Proof.
  destruct x as (f & (p & q) & H), y as (g & (p' & q') & H').
  exists (fun n => f n + g n), (add (multiply p q') (multiply p' q), multiply q q').
  generalize (finally_both _ _ H H'). apply finally_only. cbn. intros n [[Z E] [Z' E']].
  rewrite value_plus, !value_times. split; [apply not_zero; assumption |]. rewrite <- E, <- E'. ring.
Defined.
Definition germ_product (x y : germ) : germ.
Proof.
  destruct x as (f & (p & q) & H), y as (g & (p' & q') & H').
  exists (fun n => f n * g n), (multiply p p', multiply q q').
  generalize (finally_both _ _ H H'). apply finally_only. cbn. intros n [[Z E] [Z' E']].
  rewrite !value_times. split; [apply not_zero; assumption |]. rewrite <- E, <- E'. ring.
Defined.
Definition germ_opposite (x : germ) : germ.
Proof.
  destruct x as (f & (p & q) & H). exists (fun n => - f n), (map (Qmult (-1 # 1)) p, q).
  revert H. apply finally_only. cbn. intros n [Z E]. rewrite value_scaled. split; [exact Z |]. rewrite <- E. ring.
Defined.
Definition away (p : list Q) : {finally (fun n => eval_at p (at_n n) == 0)} + {finally (fun n => ~ eval_at p (at_n n) ==
  0)}.
Proof.
  destruct (sign_of p) as [[Z | P] | N]; [left; exact Z | right | right].
  - destruct P as (d & D & H). revert H. apply finally_only. intros n. lra.
  - destruct N as (d & D & H). revert H. apply finally_only. intros n. lra.
Defined.
Definition germ_inverse (x : germ) : germ.
Proof.
  destruct x as (f & (p & q) & H). exists (fun n => / f n). destruct (away p) as [Z | N].
  - exists ([], [1]). generalize (finally_both _ _ H Z). apply finally_only. cbn. intros n [[Q0 E] E0].
    split; [lra |]. rewrite E0 in E. apply Qmult_integral in E. destruct E as [E | E]; [rewrite E | contradiction].
    reflexivity.
  - exists (q, p). generalize (finally_both _ _ H N). apply finally_only. cbn. intros n [[Q0 E] P0]. split;
    [exact P0 |].
    rewrite <- E. field. intros F. apply P0. rewrite <- E, F. ring.
Defined.

Lemma fn_sum x y n : fn (germ_sum x y) n = fn x n + fn y n.
Proof. destruct x as (f & (p & q) & H), y as (g & (p' & q') & H'). reflexivity. Qed.
Lemma fn_product x y n : fn (germ_product x y) n = fn x n * fn y n.
Proof. destruct x as (f & (p & q) & H), y as (g & (p' & q') & H'). reflexivity. Qed.
Lemma fn_opposite x n : fn (germ_opposite x) n = - fn x n.
Proof. destruct x as (f & (p & q) & H). reflexivity. Qed.
Lemma fn_inverse x n : fn (germ_inverse x) n = / fn x n.
Proof. destruct x as (f & (p & q) & H). reflexivity. Qed.

(** Every germ is negative, 0 or positive. *)
Definition germ_sign (x : germ) : {less_germ (number 0) x} + {alike x (number 0)} + {less_germ x (number 0)}.
Proof.
  destruct x as (f & (p & q) & H). destruct (sign_of (multiply p q)) as [[Z | P] | N]; [left; right | left;
    left | right].
  - generalize (finally_both _ _ H Z). apply finally_only. cbn. intros n [[Q0 E] E0]. rewrite value_times, <- E in E0.
    apply Qmult_integral in E0. destruct E0 as [E0 | E0]; [| contradiction]. apply Qmult_integral in E0. tauto.
  - destruct P as (d & D & P). generalize (finally_both _ _ H P). apply finally_only. cbn. intros n [[Q0 E] L].
    rewrite value_times, <- E in L. apply Qnot_le_lt. intros C. nra.
  - destruct N as (d & D & N). generalize (finally_both _ _ H N). apply finally_only. cbn. intros n [[Q0 E] L].
    rewrite value_times, <- E in L. apply Qnot_le_lt. intros C. nra.
Defined.
Definition germ_lt_le_dec (x y : germ) : {less_germ x y} + {no_more y x}.
Proof.
  destruct (germ_sign (germ_sum x (germ_opposite y))) as [[P | Z] | N]; [right | right | left].
  - revert P. apply finally_only. intros n. rewrite fn_sum, fn_opposite. cbn. lra.
  - revert Z. apply finally_only. intros n. rewrite fn_sum, fn_opposite. cbn. lra.
  - revert N. apply finally_only. intros n. rewrite fn_sum, fn_opposite. cbn. lra.
Defined.

Ltac pointwise :=
  rewrite ?fn_sum, ?fn_product, ?fn_opposite, ?fn_inverse in *; cbn [fn number projT1] in *; try lra; try nra.
Ltac from_some_on :=
  repeat match goal with
    | h : alike _ _ |- _ => let N := fresh "N" in destruct h as [N h]
    | h : less_germ _ _ |- _ => let N := fresh "N" in destruct h as [N h]
    | h : no_more _ _ |- _ => let N := fresh "N" in destruct h as [N h]
    end.
Ltac at_all := exists O; intros; pointwise.
Ltac at_one N :=
  exists N; intros; repeat match goal with h : forall n, (?M <= n)%nat -> _, l : (_ <= ?n)%nat |- _ => specialize (h n
    ltac:(lia)) end;
  pointwise.
Lemma germs_ring : SOR (number 0) (number 1) germ_sum germ_product (fun x y => germ_sum x (germ_opposite y))
  germ_opposite alike no_more less_germ.
Proof.
  constructor.
  - constructor; [intros x; at_all; reflexivity | intros x y [N H]; exists N; intros; symmetry; auto |].
    intros x y z [N H] [N' H']. at_one (Nat.max N N').
  - intros x y [N H] z t [N' H']. at_one (Nat.max N N').
  - intros x y [N H] z t [N' H']. exists (Nat.max N N'). intros n L. rewrite !fn_product, (H n), (H' n) by lia.
    reflexivity.
  - intros x y [N H]. at_one N.
  - intros x y [N H] z t [N' H']. split; intros [N'' H'']; at_one (Nat.max N'' (Nat.max N N')).
  - intros x y [N H] z t [N' H']. split; intros [N'' H'']; at_one (Nat.max N'' (Nat.max N N')).
  - constructor; intros; exists O; intros n _; rewrite ?fn_sum, ?fn_product, ?fn_opposite, ?fn_sum;
    cbn [fn number projT1]; ring.
  - intros x. at_all.
  - intros x y [N H] [N' H']. at_one (Nat.max N N').
  - intros x y z [N H] [N' H']. at_one (Nat.max N N').
  - intros x y. split.
    + intros [N H]. split; [at_one N |]. intros [N' H']. specialize (H (Nat.max N N') ltac:(lia)).
      specialize (H' (Nat.max N N') ltac:(lia)). lra.
    + intros [L E]. destruct (germ_lt_le_dec x y) as [G | G]; [exact G |]. destruct E.
      destruct L as [N H], G as [N' H'].
      at_one (Nat.max N N').
  - intros x y. destruct (germ_lt_le_dec x y) as [G | G]; [left; exact G | right].
    destruct (germ_lt_le_dec y x) as [G' | G']; [right; exact G' | left]. destruct G as [N H], G' as [N' H'].
    at_one (Nat.max N N').
  - intros x y z [N H]. at_one N.
  - intros x y [N H] [N' H']. at_one (Nat.max N N').
  - intros [N H]. specialize (H N (le_n _)). cbn in H. lra.
Qed.
Definition germs : ordered_field.
Proof.
  refine {| carrier := germ; ordered_ring := germs_ring; finv := germ_inverse; lt_le_dec := germ_lt_le_dec |}.
  - intros x y [N H]. exists N. intros n L. rewrite !fn_inverse, (H n L). reflexivity.
  - intros x Z. destruct (germ_sign x) as [[P | E] | P]; [| destruct (Z E) |]; revert P; apply finally_only; intros n;
      rewrite fn_product, fn_inverse; cbn [fn number projT1]; intros; apply Qmult_inv_l || (rewrite Qmult_comm;
        apply Qmult_inv_r); lra.
Defined.

(** ** 1/(n + 1) *)

Definition tiny : germs.
Proof.
  exists (fun n => / (1 + at_n n)), ([1], [1; 1]). exists O. intros n _. cbn.
  assert (0 <= at_n n) by (unfold at_n, Qle; cbn; lia). split; [lra | field; lra].
Defined.
Fixpoint repeated {F : ordered_field} (k : nat) (e : F) : F := match k with O => fzero | S k => fadd e (repeated k e)
  end.
Lemma tiny_positive : (0 < tiny)%F.
Proof. exists O. intros n _. cbn. apply Qinv_lt_0_compat. assert (0 <= at_n n) by (unfold at_n, Qle; cbn; lia). lra.
  Qed.
Lemma tiny_repeated k : (repeated k tiny <= $(1 # 24))%F.
Proof.
  assert (E : forall n, fn (repeated k tiny) n == at_n k * / (1 + at_n n)).
  { intros n. induction k as [| k IH]; [cbn; unfold at_n; cbn; ring |]. cbn [repeated].
    change (fn (germ_sum tiny (repeated k tiny)) n == at_n (S k) * / (1 + at_n n)). rewrite fn_sum, IH.
    unfold at_n. rewrite Nat2Z.inj_succ, <- Z.add_1_r, inject_Z_plus. cbn [fn tiny projT1]. unfold at_n.
    change (inject_Z 1) with 1. ring. }
  assert (C : forall n, fn (@of_Q germs (1 # 24)) n == 1 # 24) by (intros n; lazy; reflexivity).
  generalize (passes 1 (24 * at_n k) ltac:(lra)). apply finally_only. intros n B. change (fn (repeated k tiny) n <= fn
    (@of_Q germs (1 # 24)) n).
  rewrite E, C. assert (0 <= at_n n) by (unfold at_n, Qle; cbn; lia).
  apply Qle_shift_div_r; lra.
Qed.
