(** * Mutants of E2 that hold: as those of E0, and a larger delta or p

    The proofs are those of E2, word for word. *)

From Coq Require Import ZArith QArith Lia PeanoNat List Setoid Morphisms.
From Barriers Require Import OrderedFields LinearSystems Lengths Recovery RecoveryBlocks RecoveryRestarts.
From Mutants Require StrongerRecovery.
Import ListNotations.
Open Scope field_scope.

Section Restarts.
Context {K : ordered_field}.
Add Field K_f : (K_field K) (morphism (of_Q_morph K), constants [f_cst], setoid (K_setoid K) (K_ext K)).
Variables (m N : nat) (A : nat -> nat -> K) (lambda : K).
Implicit Types (y x v w Z : nat -> K) (c f theta : K) (p : nat).

Section E2.
Variables (s : nat) (root rho gamma : K).
Hypothesis root_positive : 0 < root.
Hypothesis root_square : root * root == number s.
Hypothesis rho_range : 0 <= rho < 1.
Hypothesis property : null_space_property m N A s root rho gamma.
Hypothesis lambda_positive : 0 < lambda.
Hypothesis lambda_small : lambda * big_D rho gamma * root <= big_C rho.
(** C^ *)
Variable width : K.
Hypothesis width_large : big_C rho <= width * lambda * root.

Lemma width_positive : 0 < width.
Proof.
  apply lt_not_le. intros X. assert (I : 0 < / (1 - rho)) by (apply inverse_positive; fra).
  assert (0 < big_C rho) by (unfold big_C, fdiv; repeat apply mult_positive; fra).
  assert (0 <= - width * (lambda * root)) by (repeat apply mult_nonneg; fra). fra.
Qed.

Variables (y x : nat -> K) (S T : list nat) (b delta : K).
Hypothesis S_T : parts N S T.
Hypothesis S_small : (length S <= s)%nat.
(** b is |Ax - y|_2 or above it. *)
Hypothesis b_large : rows_at_most m (fun i => image N A x i - y i) b.
Hypothesis delta_large : $2 * lambda * norm1 T x + $2 * b <= delta.

Lemma delta_nonneg : 0 <= delta.
Proof.
  destruct b_large as [B _]. assert (0 <= lambda * norm1 T x) by (apply mult_nonneg; [fra | apply norm1_nonneg]). fra.
Qed.

Variables (upsilon tau eps0 : K) (p : nat).
(** Only the last bound needs upsilon < 1. *)
Hypothesis upsilon_positive : 0 < upsilon.
Hypothesis tau_positive : 0 < tau.
(** tau |A| <= 1 *)
Hypothesis norm_small : forall w, tau * tau * dot (below m) (image N A w) (image N A w) <= dot (below N) w w.
(** p >= 2 C^/(tau upsilon) *)
Hypothesis p_large : $2 * width <= number p * (tau * upsilon).
Hypothesis eps0_large : rows_at_most m y eps0.
Hypothesis not_both_zero : 0 < eps0 + delta.

Lemma p_positive : (0 < p)%nat.
Proof.
  destruct p; [| lia]. pose proof width_positive. change (number 0) with (0 : K) in p_large. fra.
Qed.

(** E0: a gap of at most eps is a distance of at most C^ (eps + delta). *)
Lemma distance_of_gap (z : nat -> K) (e : K) :
  value_at_most m N A y lambda z (lambda * size N x + b + e) ->
  columns_at_most N (fun j => z j - x j) (width * (e + delta)).
Proof.
  intros V. pose proof (StrongerRecovery.E0_sharpness m N A s root rho gamma root_positive root_square rho_range
    property
    lambda width y lambda_positive lambda_small width_large x z _ b S T S_T S_small V b_large) as H.
  refine (norm_le _ _ _ _ _ H). pose proof width_positive.
  assert (0 <= width * (delta - ($2 * lambda * norm1 T x + $2 * b))) by (apply mult_nonneg; fra). fra.
Qed.

(** One restart, with B = C^ (eps + delta) and theta = 1/B. *)
Lemma one_restart (z z' : nat -> K) (e f : K) : 0 < e + delta ->
  value_at_most m N A y lambda z (lambda * size N x + b + e) ->
  block m N A lambda tau tau (1 / (width * (e + delta))) p y z z' -> value_at_most m N A y lambda x f ->
  value_at_most m N A y lambda z' (f + upsilon * (e + delta)).
Proof.
  intros E V Bl Vx. pose proof width_positive as W. pose proof p_positive as P.
  set (B := width * (e + delta)) in *. assert (B0 : 0 < B) by (unfold B; apply mult_positive; fra).
  assert (Th : 0 < 1 / B) by (unfold fdiv; apply mult_positive; [fra | apply inverse_positive, B0]).
  pose proof (E1_scaled m N A lambda tau tau (1 / B) p y z z' x f (lt_le _ _ lambda_positive) tau_positive tau_positive
    norm_small
    Th P Bl Vx) as H.
  refine (norm_le _ _ _ _ _ H). destruct (distance_of_gap z e V) as [_ D]. fold B in D.
  set (d := dot (below N) (fun j => x j - z j) (fun j => x j - z j)) in *.
  assert (Ed : dot (below N) (fun j => z j - x j) (fun j => z j - x j) == d) by (apply over_same; intros; ring).
  rewrite Ed in D. pose proof (number_positive (K := K) p P) as Np.
  assert (L : (1 / B * d / tau + 1 / (1 / B * tau)) / number p <= upsilon * (e + delta)); [| fra].
  set (pn := number p) in *. pose proof (inverse_positive _ B0) as IB. pose proof (inverse_positive _ Np) as Ip.
  pose proof (inverse_positive _ tau_positive) as It.
  assert (L1 : (1 / B * d / tau + 1 / (1 / B * tau)) / pn == (/ B * / tau * / pn) * (d - B * B) +
    $2 * B * / tau * / pn) by (field; repeat split; fra).
  assert (L2 : 0 <= (/ B * / tau * / pn) * (B * B - d)) by (repeat apply mult_nonneg; fra).
  assert (L3 : 0 <= (e + delta) * / tau * / pn * (pn * (tau * upsilon) - $2 * width))
    by (repeat apply mult_nonneg; fra).
  assert (L4 : (e + delta) * / tau * / pn * (pn * (tau * upsilon) - $2 * width) ==
    upsilon * (e + delta) - $2 * B * / tau * / pn) by (unfold B; field; split; fra).
  fra.
Qed.

Lemma value_of_x f : value_at_most m N A y lambda x f -> 0 <= f.
Proof.
  intros [V _]. assert (0 <= lambda * size N x) by (apply mult_nonneg; [fra | apply norm1_nonneg]). fra.
Qed.

Lemma value_of_x_b : value_at_most m N A y lambda x (lambda * size N x + b).
Proof. apply (norm_le _ _ b); [fra | exact b_large]. Qed.

Lemma e_positive k : 0 < eps delta upsilon eps0 k + delta.
Proof. apply (eps_positive width); try apply width_positive; try apply delta_nonneg; tauto. Qed.

(** F(z_k) - F(x) <= eps_k *)
Theorem E2_value (z : nat -> nat -> K) n : restarts m N A lambda width delta upsilon tau eps0 p y z n -> forall k f,
  (k <= n)%nat -> value_at_most m N A y lambda x f ->
  value_at_most m N A y lambda (z k) (f + eps delta upsilon eps0 k).
Proof.
  intros [Z0 R] k. induction k as [| k IH]; intros f Hk V.
  - assert (S0 : size N (z O) == 0).
    { apply over_zero. intros j Hj. apply in_below in Hj. rewrite (Z0 j Hj). pose proof (abs_spec (0 : K)). fra. }
    unfold value_at_most. pose proof (value_of_x f V) as F. apply (norm_le _ _ eps0); [simpl; rewrite S0; fra |].
    apply (norm_same _ (fun i => - y i)); [| apply norm_opposite, eps0_large].
    intros i _. assert (I : image N A (z O) i == 0); [| rewrite I; ring].
    apply over_zero. intros j Hj. apply in_below in Hj. rewrite (Z0 j Hj). ring.
  - cbn [eps]. apply (one_restart (z k) (z (Datatypes.S k)) (eps delta upsilon eps0 k) f (e_positive k));
      [| apply R; lia | exact V].
    apply (IH (lambda * size N x + b) ltac:(lia)), value_of_x_b.
Qed.

Theorem E2_distance (z : nat -> nat -> K) n : upsilon < 1 -> restarts m N A lambda width delta upsilon tau eps0 p y z n
  ->
  columns_at_most N (fun j => z n j - x j) (width * (eps delta upsilon eps0 n + delta)) /\
  width * (eps delta upsilon eps0 n + delta) <= width * (power_of upsilon n * eps0 + delta / (1 - upsilon)).
Proof.
  intros U R. split; [| apply eps_bound; try apply width_positive; try apply delta_nonneg; tauto].
  apply distance_of_gap, (E2_value z n R n (lambda * size N x + b) (le_n n)), value_of_x_b.
Qed.
End E2.
End Restarts.

(** p tau upsilon is at least 2 C^ > 0. *)
Lemma tau_and_upsilon {K : ordered_field} (width tau upsilon : K) p c : (0 < width)%F -> ($2 <= c)%F ->
  (c * width <= number p * (tau * upsilon))%F -> (0 <= tau)%F \/ (0 < upsilon)%F -> (0 <= upsilon)%F \/ (0 < tau)%F ->
  (0 < tau)%F /\ (0 < upsilon)%F.
Proof.
  intros W C P. assert (X : (0 < number p * (tau * upsilon))%F).
  { assert (0 < (c - $1) * width)%F by (apply mult_positive; fra). fra. }
  assert (Pos : (0 < tau * upsilon)%F).
  { apply lt_not_le. intros Y. pose proof (number_nonneg (K := K) p).
    assert (0 <= number p * - (tau * upsilon))%F by (apply mult_nonneg; fra). fra. }
  assert (T : (0 < upsilon)%F -> (0 < tau)%F).
  { intros U. apply lt_not_le. intros Y. assert (0 <= - tau * upsilon)%F by (apply mult_nonneg; fra). fra. }
  assert (U : (0 < tau)%F -> (0 < upsilon)%F).
  { intros T'. apply lt_not_le. intros Y. assert (0 <= tau * - upsilon)%F by (apply mult_nonneg; fra). fra. }
  assert (T0 : (0 <= tau)%F -> (0 < tau)%F).
  { intros Z. apply lt_not_le. intros Y. assert (E : (tau == 0)%F) by fra. rewrite E in Pos. fra. }
  assert (U0 : (0 <= upsilon)%F -> (0 < upsilon)%F).
  { intros Z. apply lt_not_le. intros Y. assert (E : (upsilon == 0)%F) by fra. rewrite E in Pos. fra. }
  intros [A | A] [B | B]; auto.
Qed.

(** What is assumed is among the hypotheses, or follows by linear arithmetic. *)
Ltac follows :=
  first
    [ eassumption
    | lazymatch goal with
      | |- (_ * ?lambda * norm1 ?T ?x + _ * ?b <= _)%F =>
          match goal with B : rows_at_most _ _ b |- _ =>
            pose proof (proj1 B); pose proof (norm1_nonneg T x);
            let h := fresh in assert (h : (0 <= lambda * norm1 T x)%F) by (apply mult_nonneg; fra); fra end
      end
    | split; fra | fra ].
Ltac prove_restarts lemma :=
  intros;
  lazymatch goal with
  | P : null_space_property ?m ?N ?A ?s ?root ?rho ?gamma, R : restarts _ _ _ ?lambda ?width ?delta ?upsilon ?tau ?eps0
    ?p ?y ?z ?n,
    C : (big_C _ <= _)%F, Pa : parts _ ?S ?T, B : rows_at_most _ (fun i => (image _ _ ?x i - _)%F) ?b |- _ =>
      let r := fresh in assert (r : (0 <= root)%F) by fra; let q := fresh in assert (q : (0 <= rho < 1)%F) by (split;
        fra);
      let l := fresh in assert (l : (0 <= lambda)%F) by fra;
      destruct (StrongerRecovery.both_positive root rho lambda width r q l C) as (? & ? & ?);
      match goal with L : (?c * width <= number p * (tau * upsilon))%F |- _ =>
        destruct (tau_and_upsilon width tau upsilon p c) as [? ?];
          [fra | fra | exact L | first [left; fra | right; fra] | first [left; fra | right; fra] |] end;
      eapply (lemma _ m N A lambda s root rho gamma) with (width := width) (S := S) (T := T) (b := b) (x := x) (n := n)
        (upsilon := upsilon) (tau := tau) (p := p); follows
  end.
Ltac prove_RecoveryRestarts_E2_value := prove_restarts (@E2_value).
Ltac prove_RecoveryRestarts_E2_distance := prove_restarts (@E2_distance).
