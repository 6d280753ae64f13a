(** * A7 in the words of the real numbers

    The draws are of whole numbers and their probabilities are rational (RandomSets.v); here the points, the networks and
    the bound p are real.

    Idea.  What RandomPoints.v says of every ordered field is read in R.  For a real p the bound for the rational p' = m/n,
    which is at most p, is used. *)

From Coq Require Import ZArith QArith Qreals List Lia PeanoNat.
From Coq Require Import Raxioms RIneq Rbasic_fun Rfunctions Lra.
From Barriers Require Import OrderedFields Archimedean RealField.
From Barriers Require Import Networks Alternation Classification Instability Algorithms RandomSets RandomPoints Reals.
Import ListNotations.
Open Scope R_scope.

(** ** The points *)

Theorem A7_separated : forall d a delta n l, (2 <= d)%nat -> 1 / 2 <= a <= 1 -> 0 < delta <= eps n ->
  Forall (fun k => (1 <= k <= n)%nat) l ->
  separated_stable d (f a) (eps n) (map (z_point d a delta) (nodup Nat.eq_dec l)).
Proof. unfold separated_stable. words. exact (@RandomPoints.A7_separated R_archimedean). Qed.

Theorem A7_universal_instability : forall d N (phi : network) g a delta t l n M q,
  NN d N phi -> monotone g -> 1 / 2 <= a <= 1 -> 0 < delta <= eps n -> Rabs t <= eps n ->
  (length l <= n)%nat -> all_drawn M l = true -> (4 * q + P N <= M + 2)%nat ->
  exists s, (s = 0 \/ s = 1) /\ norm (eta d delta s t) <= Rmax (Rabs t) delta <= eps n /\
    (q <= length (filter (fun k => fails g phi a (add (z_point d a delta k) (eta d delta s t)))
                    (nodup Nat.eq_dec l)))%nat /\
    forall k, (1 <= k <= n)%nat -> f a (add (z_point d a delta k) (eta d delta s t)) = f a (z_point d a delta k).
Proof. unfold norm. words. exact (@RandomPoints.A7_universal_instability R_archimedean). Qed.

(** ** The probabilities *)

(** The probability that m draws, of which only 1, ..., B are told apart, have the property E *)
Definition probability (B m : nat) (E : list nat -> bool) : R := Q2R (draws B m E).

Lemma one_real : Q2R 1 = 1.
Proof. unfold Q2R. simpl. lra. Qed.

Lemma number_real k : Q2R (number k) = INR k.
Proof. rewrite INR_IZR_INZ. unfold number, inject_Z, Q2R. simpl. lra. Qed.

Lemma power_real x m : Q2R (power x m) = Q2R x ^ m.
Proof.
  induction m as [| m IH]; [exact one_real |]. simpl. rewrite Qreals.Q2R_mult, IH. reflexivity.
Qed.

Lemma number_pos k : (1 <= k)%nat -> ~ (number k == 0)%Q.
Proof. intros H E. unfold number, Qeq in E. simpl in E. lia. Qed.

Lemma missed_real m M : (1 <= M)%nat ->
  Q2R (number M * power (1 - / (number M * number (S M))) m) = INR M * (1 - / (INR M * INR (S M))) ^ m.
Proof.
  intros H. assert (N : ~ (number M * number (S M) == 0)%Q).
  { intros E. apply Qmult_integral in E. destruct E as [E | E];
      [exact (number_pos M H E) | exact (number_pos (S M) ltac:(lia) E)]. }
  rewrite Qreals.Q2R_mult, power_real, Qreals.Q2R_minus, (Qreals.Q2R_inv _ N), Qreals.Q2R_mult, one_real, !number_real.
  reflexivity.
Qed.

Lemma A7_rational m n p : 0 < p -> INR m <= p * INR n ->
  exists q, (0 < q)%Q /\ (number m <= q * number n)%Q /\ (m <> 0%nat -> Q2R q <= p).
Proof.
  intros P L. destruct m as [| m].
  - exists 1%Q. split; [reflexivity |]. split; [| congruence].
    change (number 0) with 0%Q. rewrite Qmult_1_l. apply number_nonneg.
  - destruct n as [| n]; [rewrite S_INR in L; simpl in L; pose proof (pos_INR m); lra |].
    assert (N : ~ (number (S n) == 0)%Q) by (apply number_pos; lia).
    exists (number (S m) / number (S n))%Q. split; [| split].
    + unfold Qdiv. apply Qmult_lt_0_compat; [reflexivity |]. apply Qinv_lt_0_compat. reflexivity.
    + unfold Qdiv. rewrite <- Qmult_assoc, (Qmult_comm (/ _)), Qmult_inv_r, Qmult_1_r by exact N. apply Qle_refl.
    + intros _. unfold Qdiv. rewrite Qreals.Q2R_mult, (Qreals.Q2R_inv _ N), !number_real.
      pose proof (lt_0_INR (S n) ltac:(lia)) as I. apply (Rmult_le_reg_r (INR (S n))); [exact I |].
      rewrite Rmult_assoc, Rinv_l, Rmult_1_r by lra. exact L.
Qed.

Theorem A7_a : forall B m n p, 0 < p -> INR m <= p * INR n -> (n <= B)%nat -> 1 - p <= probability B m (all_below n).
Proof.
  intros B m n p P L H. destruct (A7_rational m n p P L) as (q & Q0 & Lq & Up). destruct m as [| m].
  - unfold probability. simpl. unfold Q2R. simpl. lra.
  - pose proof (Qreals.Qle_Rle _ _ (RandomSets.A7_a B (S m) n q Q0 Lq H)) as A.
    rewrite Qreals.Q2R_minus, one_real in A. specialize (Up ltac:(discriminate)). unfold probability. lra.
Qed.

Theorem A7_b : forall B m M, (1 <= M <= B)%nat ->
  1 - INR M * (1 - / (INR M * INR (S M))) ^ m <= probability B m (all_drawn M).
Proof.
  intros B m M H. pose proof (Qreals.Qle_Rle _ _ (RandomSets.A7_b B m M H)) as A.
  rewrite Qreals.Q2R_minus, one_real, missed_real in A by lia. exact A.
Qed.

Theorem A7_a_and_b : forall B m n p M, 0 < p -> INR m <= p * INR n -> (n <= B)%nat -> (1 <= M <= B)%nat ->
  1 - p - INR M * (1 - / (INR M * INR (S M))) ^ m <= probability B m (fun l => all_below n l && all_drawn M l).
Proof.
  intros B m n p M P L H HM. destruct (A7_rational m n p P L) as (q & Q0 & Lq & Up). destruct m as [| m].
  - pose proof (Qreals.Qle_Rle _ _ (RandomSets.A7_b B 0 M HM)) as A.
    rewrite Qreals.Q2R_minus, one_real, missed_real in A by lia. unfold probability in *. simpl in *. lra.
  - pose proof (Qreals.Qle_Rle _ _ (RandomSets.A7_a_and_b B (S m) n q M Q0 Lq H HM)) as A.
    rewrite !Qreals.Q2R_minus, one_real, missed_real in A by lia. specialize (Up ltac:(discriminate)).
    unfold probability. lra.
Qed.
