(** * C0 in the words of the real numbers of the standard library

    Norms are [sqrt], [Rabs] and sums; the theorems are those for every ordered field, at R.  A sum of n terms is
    [Sums.sum n]. *)

From Coq Require Import ZArith QArith Qreals Rbase Rbasic_fun Rfunctions R_sqrt Lra Lia PeanoNat.
From Barriers Require Import OrderedFields Archimedean RealField.
From Barriers Require Sums Optimisation.
Open Scope R_scope.

(** What a hypothesis or goal says in the words of R. *)
Ltac in_R :=
  try change (carrier R_field) with R in *;
  try change (@feq R_field) with (@eq R) in *; try change (@fleq R_field) with Rle in *;
  try change (@flt R_field) with Rlt in *; try change (@fadd R_field) with Rplus in *;
  try change (@fsub R_field) with Rminus in *; try change (@fmul R_field) with Rmult in *;
  try change (@fopp R_field) with Ropp in *; try change (@finv R_field) with Rinv in *;
  try change (@fdiv R_field) with Rdiv in *;
  try change (@fzero R_field) with 0 in *; try change (@fone R_field) with 1 in *.

Lemma two_real : @of_Q R_field 2 = 2. Proof. rewrite of_Q_real. unfold Q2R. simpl. lra. Qed.

Lemma root_at_most a r : 0 <= a -> (0 <= r /\ a <= r * r) <-> sqrt a <= r.
Proof.
  intros A. split.
  - intros [P L]. rewrite <- (sqrt_square r P). apply sqrt_le_1; [exact A | apply Rmult_le_pos; exact P | exact L].
  - intros L. pose proof (sqrt_pos a). split; [lra |]. rewrite <- (sqrt_sqrt a A) at 1.
    apply Rmult_le_compat; assumption.
Qed.

Lemma sum_squares n (f : nat -> R) : 0 <= Sums.sum n (fun i => f i * f i).
Proof.
  induction n as [| n IH]; simpl; in_R; [lra |]. pose proof (Rle_0_sqr (f n)) as S. unfold Rsqr in S. lra.
Qed.

(** ** C0 *)

Section Problems.
Variables (m N : nat) (A : nat -> nat -> R) (y : nat -> R).

Definition misfit (x : nat -> R) : R :=
  sqrt (Sums.sum m (fun i => (Sums.sum N (fun j => A i j * x j) - y i) * (Sums.sum N (fun j => A i j * x j) - y i))).
Definition sum_abs (x : nat -> R) : R := Sums.sum N (fun j => Rabs (x j)).

(** The minimisers of the three problems. *)
Definition P1_minimiser (eta : R) (x : nat -> R) : Prop :=
  misfit x <= eta /\ forall x', misfit x' <= eta -> sum_abs x <= sum_abs x'.
Definition P2_minimiser (lambda : R) (x : nat -> R) : Prop :=
  forall x', lambda * sum_abs x + misfit x * misfit x <= lambda * sum_abs x' + misfit x' * misfit x'.
Definition P3_minimiser (lambda : R) (x : nat -> R) : Prop :=
  forall x', lambda * sum_abs x + misfit x <= lambda * sum_abs x' + misfit x'.

Definition real_minimiser (p : Optimisation.program_over R_field) : (nat -> R) -> Prop :=
  match p with
  | Optimisation.P1 eta => P1_minimiser eta
  | Optimisation.P2 lambda => P2_minimiser lambda
  | Optimisation.P3 lambda => P3_minimiser lambda
  end.

Let square x := @Sums.square R_field m (@Sums.residual R_field N A y x).

Lemma square_pos x : 0 <= square x.
Proof. apply sum_squares. Qed.

Lemma misfit_square x : misfit x = sqrt (square x).
Proof. reflexivity. Qed.

Lemma sum_abs_l1 x : @Sums.l1 R_field N x = sum_abs x.
Proof. apply (@Sums.sum_same R_field). intros j _. apply abs_real. Qed.

Lemma minimiser_real p x : match p with Optimisation.P1 eta => 0 <= eta | _ => True end ->
  @Optimisation.minimiser R_field p m N A y x <-> real_minimiser p x.
Proof.
  intros V. unfold Optimisation.minimiser, Optimisation.objective. fold (square x).
  setoid_rewrite (sum_abs_l1 : forall z, @Sums.l1 R_field N z = sum_abs z).
  assert (Q : forall z, square z = misfit z * misfit z) by (intros z; rewrite misfit_square, sqrt_sqrt;
    [reflexivity | apply square_pos]).
  assert (S : forall z r, (0 <= r /\ square z <= r * r) <-> misfit z <= r) by (intros; apply root_at_most, square_pos).
  destruct p as [eta | lambda | lambda]; simpl in *; in_R.
  - split.
    + intros [(v & L & _) Min]. split; [apply S; tauto |]. intros x' L'. apply S in L'.
      destruct (Min x' (sum_abs x')) as [_ H]; [split; [apply L' | apply Rle_refl] | exact H].
    + intros [L Min]. apply S in L. split; [exists (sum_abs x); split; [apply L | apply Rle_refl] |].
      intros x' v [L' H]. split; [apply L |]. apply (Rle_trans _ (sum_abs x')); [| exact H]. apply Min, S. tauto.
  - split.
    + intros [_ Min] x'. rewrite <- !Q. apply (Min x'). apply Rle_refl.
    + intros Min. split; [eexists; apply Rle_refl |]. intros x' v L. fold (square x') in L. specialize (Min x').
      rewrite Q in *. lra.
  - split.
    + intros [_ Min] x'. destruct (Min x' (lambda * sum_abs x' + misfit x')) as (r & R0 & R1 & R2).
      * exists (misfit x'). split; [apply sqrt_pos |].
      split; [fold (square x'); rewrite Q; apply Rle_refl | apply Rle_refl].
      * assert (misfit x <= r) by (apply S; tauto). lra.
    + intros Min. split.
      * exists (lambda * sum_abs x + misfit x), (misfit x). split; [apply sqrt_pos |]. rewrite Q. lra.
      * intros x' v (r & R0 & R1 & R2). fold (square x') in R1. exists (misfit x). split; [apply sqrt_pos |].
        rewrite Q. specialize (Min x'). assert (misfit x' <= r) by (apply S; tauto). lra.
Qed.
End Problems.

Definition real_admitted (p : Optimisation.program_over R_field) (alpha : R) : Prop :=
  match p with
  | Optimisation.P1 eta => 0 <= eta < 1 /\ 0 < alpha
  | Optimisation.P2 lambda | Optimisation.P3 lambda => 0 < lambda < alpha
  end.

Definition real_coefficient (p : Optimisation.program_over R_field) (alpha : R) : R :=
  match p with
  | Optimisation.P1 eta => (1 - eta) / alpha
  | Optimisation.P2 lambda => (2 * alpha - lambda) / (2 * alpha * alpha)
  | Optimisation.P3 _ => 1 / alpha
  end.

(** y = e_1 *)
Definition unit_1 (i : nat) : R := if (i =? 0)%nat then 1 else 0.

(** x = u e_1 + v e_2, for vectors with n entries. *)
Definition is_pair (n : nat) (x : nat -> R) (u v : R) : Prop :=
  forall j, (j < n)%nat -> x j = match j with 0%nat => u | 1%nat => v | _ => 0 end.

Section C0.
Variables (p : Optimisation.program_over R_field) (b g : nat -> R) (m N : nat) (x : nat -> R).
Let minimises (alpha beta : R) : Prop :=
  real_minimiser (S m) (S (S N)) (Optimisation.family_matrix alpha beta b g (S m)) unit_1 p x.

Lemma admitted_real alpha : real_admitted p alpha -> @Optimisation.admitted R_field p alpha.
Proof. clear. destruct p; simpl; in_R; tauto. Qed.

Lemma coefficient_real alpha : @Optimisation.coefficient R_field p alpha = real_coefficient p alpha.
Proof. clear. destruct p; simpl; rewrite ?two_real; reflexivity. Qed.

Lemma minimises_real alpha beta top : real_admitted p top -> minimises alpha beta <->
  @Optimisation.minimiser R_field p (S m) (S (S N)) (Optimisation.family_matrix alpha beta b g (S m)) Sums.e1 x.
Proof.
  intros Ad. rewrite (minimiser_real (S m) (S (S N)) _ Sums.e1 p x); [| destruct p; simpl in Ad; tauto].
  assert (E : forall M, real_minimiser (S m) (S (S N)) M unit_1 p x <-> real_minimiser (S m) (S (S N)) M Sums.e1 p x);
    [| apply E].
  intros M. assert (F : forall z, misfit (S m) (S (S N)) M unit_1 z = misfit (S m) (S (S N)) M Sums.e1 z).
  { intros z. unfold misfit. f_equal. apply (@Sums.sum_same R_field). intros [| i] _; reflexivity. }
  destruct p; simpl; unfold P1_minimiser, P2_minimiser, P3_minimiser; setoid_rewrite F; reflexivity.
Qed.

Lemma pair_real u v : is_pair (S (S N)) x u v <-> @Sums.equal R_field (S (S N)) x (Sums.pair u v).
Proof. split; intros H j Hj; rewrite (H j Hj); destruct j as [| [| j]]; reflexivity. Qed.

Theorem C0_first alpha beta : 0 <= beta < alpha -> real_admitted p alpha -> (forall j, 0 <= g j < alpha) ->
  real_minimiser (S m) (S (S N)) (Optimisation.family_matrix alpha beta b g (S m)) unit_1 p x <->
  is_pair (S (S N)) x (real_coefficient p alpha) 0.
Proof.
  intros L Ad G. fold (minimises alpha beta).
  rewrite (minimises_real alpha beta alpha Ad), pair_real, <- coefficient_real.
  apply (@Optimisation.C0_first R_field p b g m N alpha beta x L (admitted_real alpha Ad) G).
Qed.

Theorem C0_second alpha beta : 0 <= alpha < beta -> real_admitted p beta -> (forall j, 0 <= g j < beta) ->
  real_minimiser (S m) (S (S N)) (Optimisation.family_matrix alpha beta b g (S m)) unit_1 p x <->
  is_pair (S (S N)) x 0 (real_coefficient p beta).
Proof.
  intros L Ad G. fold (minimises alpha beta).
  rewrite (minimises_real alpha beta beta Ad), pair_real, <- coefficient_real.
  apply (@Optimisation.C0_second R_field p b g m N alpha beta x L (admitted_real beta Ad) G).
Qed.

Theorem C0_equal alpha : real_admitted p alpha -> (forall j, 0 <= g j < alpha) ->
  real_minimiser (S m) (S (S N)) (Optimisation.family_matrix alpha alpha b g (S m)) unit_1 p x <->
  exists u v, is_pair (S (S N)) x u v /\ 0 <= u /\ 0 <= v /\ u + v = real_coefficient p alpha.
Proof.
  intros Ad G. fold (minimises alpha alpha). rewrite (minimises_real alpha alpha alpha Ad), <- coefficient_real.
  setoid_rewrite pair_real. apply (@Optimisation.C0_equal R_field p b g m N alpha x (admitted_real alpha Ad) G).
Qed.
End C0.

(** ** All of it is invariant under (y, A) |-> (Qy, QA), Q^T Q = 1 *)

Theorem C0_invariant m N (q A : nat -> nat -> R) (y : nat -> R) (p : Optimisation.program_over R_field) x :
  (forall k l, (k < m)%nat -> (l < m)%nat ->
     Sums.sum m (fun i => q i k * q i l) = if (k =? l)%nat then 1 else 0) ->
  real_minimiser m N (fun i j => Sums.sum m (fun k => q i k * A k j)) (fun i => Sums.sum m (fun k => q i k * y k)) p x <->
  real_minimiser m N A y p x.
Proof.
  intros O.
  assert (E : forall z, misfit m N (fun i j => Sums.sum m (fun k => q i k * A k j))
    (fun i => Sums.sum m (fun k => q i k * y k)) z = misfit m N A y z).
  { intros z. rewrite !misfit_square. f_equal.
    transitivity (@Sums.square R_field m (@Sums.times R_field m q (@Sums.residual R_field N A y z)));
      [| apply (@Optimisation.rotation_square R_field m q O)].
    apply (@Sums.sum_same R_field). intros i _. pose proof (@Optimisation.rotation_residual R_field m N q A y z i) as E.
    exact (f_equal2 Rmult E E). }
  destruct p; simpl; unfold P1_minimiser, P2_minimiser, P3_minimiser; setoid_rewrite E; reflexivity.
Qed.
