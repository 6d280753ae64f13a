(** * E2 over the real numbers, as StrongerRecoveryRestarts.v proves it: rho may be 0, and eps_0 + delta may be 0

    1/0 is 0.  So a positive lambda in the range says that s, gamma and 1 - rho are positive ([all_positive]), and if
    eps_0 and delta are 0 then all scales are 0, so that all results are 0, and x = 0. *)

From Coq Require Import ZArith QArith Qreals Rbase Rbasic_fun Rfunctions R_sqrt Lra Lia PeanoNat List Permutation.
From Barriers Require Import OrderedFields RealField RealsOptimisation.
From Barriers Require Import LinearSystems Lengths Recovery RecoveryBlocks RecoveryRestarts RealsRecovery.
From Mutants Require Import Verdicts RefuteRealsRecovery.
From Mutants Require StrongerRecovery StrongerRecoveryRestarts.
Import ListNotations.
Open Scope R_scope.

Section Restarts.
Variables (m N s : nat) (A : nat -> nat -> R) (rho gamma lambda width : R) (y x : nat -> R).
Hypothesis rho_range : 0 <= rho <= 1.
Hypothesis property : real_null_space_property m N A s rho gamma.
Hypothesis lambda_range : 0 < lambda <= real_C rho / (real_D rho gamma * sqrt (INR s)).
Hypothesis width_large : real_C rho / (lambda * sqrt (INR s)) <= width.
Let all := all_positive s rho gamma lambda rho_range lambda_range.

Lemma constants_real : lambda * real_D rho gamma * sqrt (INR s) <= real_C rho /\
  real_C rho <= width * lambda * sqrt (INR s) /\ 0 < width.
Proof.
  pose proof all as (S1 & R1 & G). pose proof (root_positive s S1) as Q. pose proof lambda_range as [L0 L].
  assert (I : 0 < / (1 - rho)) by (apply Rinv_0_lt_compat; lra).
  assert (C0 : 0 < real_C rho) by (unfold real_C, Rdiv; apply Rmult_lt_0_compat; nra).
  assert (D0 : 0 < real_D rho gamma) by (unfold real_D, Rdiv; apply Rmult_lt_0_compat; nra).
  assert (P1 : 0 < real_D rho gamma * sqrt (INR s)) by (apply Rmult_lt_0_compat; lra).
  assert (P2 : 0 < lambda * sqrt (INR s)) by (apply Rmult_lt_0_compat; lra).
  apply (Rmult_le_compat_r _ _ _ (Rlt_le _ _ P1)) in L. unfold Rdiv in L. rewrite Rmult_assoc, Rinv_l in L by lra.
  split; [lra |]. pose proof (Rmult_le_compat_r _ _ _ (Rlt_le _ _ P2) width_large) as W. unfold Rdiv in W.
  rewrite Rmult_assoc, Rinv_l in W by lra. split; [lra |]. apply Rlt_le_trans with (2 := width_large).
  apply Rmult_lt_0_compat; [exact C0 | apply Rinv_0_lt_compat, P2].
Qed.

Variables (delta upsilon tau eps0 : R) (p : nat).
Hypothesis delta_large :
  2 * lambda * real_sigma N s x + 2 * norm_2 (below m) (fun i => real_image N A x i - y i) <= delta.
Hypothesis upsilon_range : 0 < upsilon < 1.
Hypothesis tau_positive : 0 < tau.
Hypothesis norm_small : forall z, tau * norm_2 (below m) (real_image N A z) <= norm_2 (below N) z.
Hypothesis p_large : 2 * width / (tau * upsilon) <= INR p.
Hypothesis eps0_large : norm_2 (below m) y <= eps0.

Lemma delta_nonneg : 0 <= delta.
Proof.
  pose proof (sigma_nonneg N s x). pose proof (norm_nonneg (below m) (fun i => real_image N A x i - y i)).
  pose proof lambda_range as [L0 _]. assert (0 <= 2 * lambda * real_sigma N s x) by (apply Rmult_le_pos; lra). lra.
Qed.

Lemma p_times : 2 * width <= INR p * (tau * upsilon).
Proof.
  assert (Q : 0 < tau * upsilon) by (apply Rmult_lt_0_compat; tauto).
  pose proof (Rmult_le_compat_r _ _ _ (Rlt_le _ _ Q) p_large) as H. unfold Rdiv in H.
  rewrite Rmult_assoc, Rinv_l in H by lra. lra.
Qed.

Lemma p_positive : (1 <= p)%nat.
Proof.
  pose proof p_times as P. destruct constants_real as (_ & _ & W). destruct p; [simpl in P; lra | lia].
Qed.

Lemma eps_positive k : 0 < eps0 + delta -> 0 < real_eps delta upsilon eps0 k + delta.
Proof.
  pose proof delta_nonneg. intros E. induction k as [| k IH]; simpl; [exact E |].
  assert (0 < upsilon * (real_eps delta upsilon eps0 k + delta)) by (apply Rmult_lt_0_compat; tauto). lra.
Qed.

Lemma norm_generic : forall z : nat -> R,
  tau * tau * @dot R_field (below m) (@Recovery.image R_field N A z) (@Recovery.image R_field N A z) <=
  @dot R_field (below N) z z.
Proof.
  intros z. rewrite <- !square_real. change (@Recovery.image R_field N A z) with (real_image N A z).
  pose proof (norm_small z) as L. pose proof (norm_nonneg (below m) (real_image N A z)) as P.
  assert (Q : 0 <= tau * norm_2 (below m) (real_image N A z)) by (apply Rmult_le_pos; lra).
  pose proof (Rmult_le_compat _ _ _ _ Q Q L L). lra.
Qed.

Theorem distance z n : 0 < eps0 + delta -> real_restarts m N A lambda width y delta upsilon tau eps0 p z n ->
  (forall k, (k <= n)%nat -> objective m N A lambda y (z k) - objective m N A lambda y x <= real_eps delta upsilon
    eps0 k) /\
  norm_2 (below N) (fun j => z n j - x j) <= width * (real_eps delta upsilon eps0 n + delta) /\
  width * (real_eps delta upsilon eps0 n + delta) <= width * (upsilon ^ n * eps0 + delta / (1 - upsilon)).
Proof.
  intros E0 [Z0 Bl]. pose proof all as (S1 & R1 & G). destruct constants_real as (Lr & Wr & W).
  assert (Rz : @restarts R_field m N A lambda width delta upsilon tau eps0 p y z n).
  { split; [exact Z0 |]. intros k Hk. unfold theta. rewrite eps_same. apply block_real; [exact p_positive | | | apply
    Bl, Hk].
    - apply Rmult_le_pos; lra.
    - in_R. apply Rmult_lt_0_compat; [lra |].
      apply Rinv_0_lt_compat, Rmult_lt_0_compat; [exact W | apply eps_positive, E0]. }
  set (b := norm_2 (below m) (fun i => real_image N A x i - y i)) in *.
  pose proof (proj1 (property_real m N A s rho gamma (Rlt_le _ _ G)) property) as P.
  assert (Dl : @fadd R_field (@fmul R_field (@fmul R_field (@of_Q R_field 2) lambda) (@norm1 R_field (others N s x) x))
    (@fmul R_field (@of_Q R_field 2) b) <= delta) by (rewrite two_real, norm_1_real; exact delta_large).
  assert (Bo : @rows_at_most R_field m (fun i => @Recovery.image R_field N A x i - y i) b)
    by (apply norm_real, Rle_refl).
  assert (Yl : @rows_at_most R_field m y eps0) by (apply norm_real, eps0_large).
  assert (Pg : @fleq R_field (@fmul R_field (@of_Q R_field 2) width)
    (@fmul R_field (@number R_field p) (@fmul R_field tau upsilon))) by (rewrite two_real, number_real; exact p_times).
  rewrite <- D_real in Lr.
  split.
  - intros k Hk.
    pose proof (@StrongerRecoveryRestarts.E2_value R_field m N A lambda s (sqrt (INR s)) rho gamma (root_positive s S1)
      (root_square s) (conj (proj1 rho_range) R1) P (proj1 lambda_range) Lr width Wr y x _ _ b delta
      (largest_others N s x) (largest_length N s x) Bo Dl upsilon tau eps0 p (proj1 upsilon_range) tau_positive
      norm_generic Pg Yl E0 z n Rz k (objective m N A lambda y x) Hk (value_real m N A lambda y x)) as V.
    apply norm_real in V. unfold size in V. rewrite norm_1_real, eps_same in V. unfold objective at 1. in_R.
    change (@Recovery.image R_field N A (z k)) with (real_image N A (z k)) in V. lra.
  - pose proof (@StrongerRecoveryRestarts.E2_distance R_field m N A lambda s (sqrt (INR s)) rho gamma (root_positive s
    S1)
      (root_square s) (conj (proj1 rho_range) R1) P (proj1 lambda_range) Lr width Wr y x _ _ b delta
      (largest_others N s x) (largest_length N s x) Bo Dl upsilon tau eps0 p (proj1 upsilon_range) tau_positive
      norm_generic Pg Yl E0 z n (proj2 upsilon_range) Rz) as [D1 D2].
    rewrite eps_same in D1, D2. apply norm_real in D1. split; [exact D1 |].
    assert (E : forall k, @power_of R_field upsilon k = upsilon ^ k)
      by (induction k as [| k IH]; simpl; [reflexivity | rewrite IH; reflexivity]).
    rewrite E in D2. exact D2.
Qed.

(** All is 0. *)
Lemma eps_zero k : eps0 = 0 -> delta = 0 -> real_eps delta upsilon eps0 k = 0.
Proof. intros E D. induction k as [| k IH]; simpl; [exact E | rewrite IH, D; ring]. Qed.

Lemma results_zero z n : eps0 = 0 -> delta = 0 -> real_restarts m N A lambda width y delta upsilon tau eps0 p z n ->
  forall k j, (k <= n)%nat -> (j < N)%nat -> z k j = 0.
Proof.
  intros E D [Z0 B] k j K J. destruct k as [| k]; [apply Z0, J |].
  destruct (B k K) as (z' & u' & _ & _ & _ & Z). rewrite (Z j J), (eps_zero k E D), D.
  replace (width * (0 + 0)) with 0 by ring. unfold Rdiv. rewrite Rinv_0, Rmult_0_r, Rinv_0. ring.
Qed.

Theorem distance_zero z n : eps0 + delta = 0 -> real_restarts m N A lambda width y delta upsilon tau eps0 p z n ->
  (forall k, (k <= n)%nat -> objective m N A lambda y (z k) - objective m N A lambda y x <= real_eps delta upsilon
    eps0 k) /\
  norm_2 (below N) (fun j => z n j - x j) <= width * (real_eps delta upsilon eps0 n + delta) /\
  width * (real_eps delta upsilon eps0 n + delta) <= width * (upsilon ^ n * eps0 + delta / (1 - upsilon)).
Proof.
  intros Z Rz. pose proof delta_nonneg as D0. pose proof (norm_nonneg (below m) y) as Y0.
  assert (E : eps0 = 0) by lra. assert (D : delta = 0) by lra.
  pose proof (results_zero z n E D Rz) as Zero. pose proof all as (S1 & R1 & G). pose proof lambda_range as [L0 _].
  pose proof (sigma_nonneg N s x) as Sg. pose proof (norm_nonneg (below m) (fun i => real_image N A x i - y i)) as B0.
  assert (S0 : lambda * real_sigma N s x = 0) by (assert (0 <= lambda * real_sigma N s x) by (apply Rmult_le_pos;
    lra); lra).
  assert (Sz : real_sigma N s x = 0) by (apply Rmult_integral in S0 as [S0 | S0]; lra).
  assert (Bz : norm_2 (below m) (fun i => real_image N A x i - y i) <= 0).
  { rewrite Sz in delta_large. lra. }
  assert (Yz : norm_2 (below m) y <= 0) by lra.
  assert (Ax : norm_2 (below m) (real_image N A x) <= 0).
  { apply norm_real. apply norm_real in Bz, Yz.
    pose proof (@norm_minus R_field _ _ _ _ _ Bz (@norm_opposite R_field _ _ _ Yz)) as H.
    apply (@norm_same R_field _ _ (real_image N A x)) in H; [| intros i _; in_R; ring].
    in_R. replace (0 + 0) with 0 in H by ring. exact H. }
  pose proof (property x (@largest R_field N s x) (@others R_field N s x) (@largest_others R_field N s x)
    (@largest_length R_field N s x)) as P.
  fold (real_sigma N s x) in P. rewrite Sz in P. pose proof (norm_nonneg (below m) (real_image N A x)) as A0.
  replace (norm_2 (below m) (real_image N A x)) with 0 in P by lra.
  assert (X0 : norm_2 (below N) x <= 0).
  { apply norm_real. split; [apply Rle_refl |].
    assert (P' : norm_2 (@largest R_field N s x) x <= 0) by lra. apply norm_real in P' as [_ P'].
    pose proof (@parts_over R_field N _ _ (fun i => x i * x i) (@largest_others R_field N s x)) as Sp.
    assert (T0 : @over R_field (@others R_field N s x) (fun i => x i * x i) = 0).
    { apply (@over_zero R_field). intros i Hi.
      assert (Az : Rabs (x i) = 0).
      { apply (@over_all_zero R_field (@others R_field N s x) (fun j => Rabs (x j))); [intros; apply Rabs_pos | |
        exact Hi].
        change (real_sigma N s x <= 0). lra. }
      destruct (Req_dec (x i) 0) as [-> | C]; [in_R; ring | apply Rabs_no_R0 in C; contradiction]. }
    unfold dot in *. in_R. rewrite Sp, T0. lra. }
  split; [| rewrite (eps_zero n E D), D, E; split].
  - intros k K. rewrite (eps_zero k E D). unfold objective.
    assert (N1 : norm_1 (below N) (z k) = 0).
    { apply (@over_zero R_field). intros j J. apply in_below in J. rewrite (Zero k j K J). apply Rabs_R0. }
    assert (N2 : norm_2 (below m) (fun i => real_image N A (z k) i - y i) <= 0).
    { apply norm_real. apply norm_real in Yz.
      apply (@norm_same R_field _ (fun i => - y i)); [| apply (@norm_opposite R_field), Yz].
      intros i _. assert (I : real_image N A (z k) i = 0); [| rewrite I; in_R; ring].
      apply (@over_zero R_field). intros j J. apply in_below in J. rewrite (Zero k j K J). in_R. ring. }
    rewrite N1. pose proof (norm_1_nonneg (below N) x).
    assert (0 <= lambda * norm_1 (below N) x) by (apply Rmult_le_pos; lra). lra.
  - replace (width * (0 + 0)) with 0 by ring. apply norm_real. apply norm_real in X0.
    apply (@norm_same R_field _ (fun j => - x j)); [| apply (@norm_opposite R_field), X0].
    intros j J. apply in_below in J. rewrite (Zero n j (le_n n) J). in_R. ring.
  - unfold Rdiv. right. ring.
Qed.
End Restarts.

(** What is assumed is among the hypotheses, or follows from them; eps_0 and delta are not negative. *)
Ltac prove_RealsRecovery_E2_distance :=
  first
    [ exists 0%nat, 0%nat, 0%nat, (fun _ _ => 0), 2, 0, 0, 0, (fun _ => 0), (fun _ => 0); intros; exfalso; Lra.lra
    | intros; exfalso; Lra.lra
    | intros m N s A rho gamma lambda width y x; intros;
      match goal with
      | P : real_null_space_property m N A s rho gamma, L : 0 < lambda <= _, W : _ <= width,
        B : real_restarts _ _ _ lambda width y ?delta ?upsilon ?tau ?eps0 ?p ?z ?n |- _ =>
          let R := fresh in assert (R : 0 <= rho <= 1) by Lra.lra;
          let W0 := fresh in pose proof (proj2 (proj2 (constants_real s rho gamma lambda width R L W))) as W0;
          let D := fresh in
          assert (D : 2 * lambda * real_sigma N s x +
            2 * norm_2 (below m) (fun i => real_image N A x i - y i) <= delta)
            by (let X := fresh in assert (X : 0 <= lambda * real_sigma N s x)
                  by (apply Rmult_le_pos; [Lra.lra | apply sigma_nonneg]);
                pose proof (norm_nonneg (below m) (fun i => real_image N A x i - y i)); Lra.lra);
          let Pl := fresh in
          assert (Pl : 2 * width / (tau * upsilon) <= INR p)
            by (let I := fresh in assert (I : 0 < / (tau * upsilon))
                  by (apply Rinv_0_lt_compat, Rmult_lt_0_compat; Lra.lra);
                let X := fresh in assert (X : 0 < width * / (tau * upsilon)) by (apply Rmult_lt_0_compat; Lra.lra);
                unfold Rdiv in *; Lra.lra);
          let D0 := fresh in
          assert (D0 : 0 <= delta) by (apply (delta_nonneg m N s A rho gamma lambda y x L delta D));
          pose proof (norm_nonneg (below m) y);
          let E := fresh in
          assert (E : 0 < eps0 + delta \/ eps0 + delta = 0) by Lra.lra;
          destruct E as [E | E];
          [ apply (distance m N s A rho gamma lambda width y x) with (tau := tau) (p := p)
          | apply (distance_zero m N s A rho gamma lambda width y x) with (tau := tau) (p := p) ];
          first [assumption | split; Lra.lra | Lra.lra]
      end ].
