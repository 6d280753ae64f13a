(** * Mutants of A7's probabilities: few draws from few numbers refute, computed; the bound (a) is strict *)

From Coq Require Import QArith Lqa Lia PeanoNat List Bool.
From Barriers Require Import Algorithms RandomSets.
From Mutants Require Import Verdicts.
Import ListNotations.
Open Scope Q_scope.

(** ** What holds: (a) strictly, and n may be more than B; (b) for M = 0; both at once for all M *)

Lemma power_1 m : power 1 m == 1.
Proof. induction m as [| m IH]; simpl; [reflexivity | rewrite IH; reflexivity]. Qed.

(** All draws are at most B + 1. *)
Lemma below_at_least B m n : power (1 - / number (S n)) m <= draws B m (all_below n).
Proof.
  destruct (le_lt_dec n B) as [L | L]; [rewrite A7_all_below by exact L; apply Qle_refl |].
  unfold all_below. rewrite draws_each. apply power_le. rewrite (one_draw_same B _ (fun _ => 1)).
  - rewrite one_draw_constant. pose proof (inv_number n). pose proof (inverse_le 1 (number (S n))) as I.
    pose proof (number_le 1 (S n) ltac:(lia)) as N. change (number 1) with 1 in N. change (/ 1) with 1 in I.
    specialize (I ltac:(lra)). lra.
  - intros k Hk. destruct (Nat.leb_spec k n); [reflexivity | lia].
Qed.

(** m/(n+1) <= p (1 - 1/(n+1)), and Bernoulli. *)
Lemma below_any B m n p : number m <= p * number n -> 1 - p * (1 - / number (S n)) <= draws B m (all_below n).
Proof.
  intros N. eapply Qle_trans; [| apply below_at_least]. pose proof (inv_number n) as I. pose proof (number_nonneg n).
  assert (E : number (S n) * / number (S n) == 1) by (apply Qmult_inv_r; rewrite number_S; lra).
  pose proof (number_S n) as Sn. set (x := / number (S n)) in *. rewrite Sn in E.
  assert (x <= 1) by nra. pose proof (bernoulli x m ltac:(lra)). assert (number m * x <= p * (1 - x)); [| lra].
  setoid_replace (1 - x) with (number n * x) by lra. nra.
Qed.

Lemma below_strict B m n p : 0 < p -> number m <= p * number n -> 1 - p < draws B m (all_below n).
Proof. intros P N. pose proof (below_any B m n p N). pose proof (inv_number n). nra. Qed.
Lemma below_weak B m n p : 0 <= p -> number m <= p * number n -> 1 - p <= draws B m (all_below n).
Proof. intros P N. pose proof (below_any B m n p N). pose proof (inv_number n). nra. Qed.

Lemma drawn_from_0 B m M : (0 <= M <= B)%nat ->
  1 - number M * power (1 - / (number M * number (S M))) m <= draws B m (all_drawn M).
Proof.
  intros H. destruct M as [| M]; [| apply A7_b; lia]. change (number 0) with 0.
  rewrite (draws_same B m (all_drawn 0) (fun l => negb false)) by reflexivity.
  rewrite (draws_not B m (fun _ => false)), draws_none. lra.
Qed.

(** The factor 2 - 1/(M(M+1)) is at least 1. *)
Lemma drawn_with_2 B m M : (1 <= M)%nat ->
  1 - number M * power (2 - / (number M * number (S M))) m <= draws B m (all_drawn M).
Proof.
  intros H. pose proof (draws_range B m (all_drawn M)).
  pose proof (number_le 1 M H) as L. change (number 1) with 1 in L.
  assert (W : 1 <= power (2 - / (number M * number (S M))) m).
  { rewrite <- (power_1 m) at 1. apply power_le. destruct M as [| M]; [lia |].
    pose proof (weight_at_most_1 M). change (/ (number (S M) * number (S (S M)))) with (weight (S M)). lra. }
  nra.
Qed.

Lemma both B m n M p q : p <= draws B m (all_below n) -> q <= draws B m (all_drawn M) ->
  p + q - 1 <= draws B m (fun l => all_below n l && all_drawn M l).
Proof.
  intros A U. pose proof (draws_plus B m (fun l => negb (all_below n l)) (fun l => negb (all_drawn M l))) as D.
  rewrite !draws_not in D.
  assert (E : draws B m (fun l => negb (all_below n l) || negb (all_drawn M l)) ==
    1 - draws B m (fun l => all_below n l && all_drawn M l)).
  { rewrite <- draws_not. apply draws_same. intros l _ _. symmetry. apply negb_andb. }
  rewrite E in D. lra.
Qed.

(** Where M > B >= n, nothing is claimed: m <= p n with p < 1 gives m < M, and then M (1 - 1/(M(M+1)))^m >= 1. *)
Lemma nothing_claimed m n p M : 0 <= p -> number m <= p * number n -> (n < M)%nat ->
  1 - p - number M * power (1 - / (number M * number (S M))) m <= 0.
Proof.
  intros P N L. set (w := / (number M * number (S M))). pose proof (number_nonneg M).
  assert (W : 0 < w <= 1 /\ number M * (number M + 1) * w == 1).
  { destruct M as [| M]; [lia |]. pose proof (weight_positive M). pose proof (weight_at_most_1 M).
    change w with (weight (S M)). split; [lra |]. unfold weight. rewrite !number_S. pose proof (number_nonneg M).
    field. split; lra. }
  clearbody w. destruct W as [W E]. pose proof (power_nonneg (1 - w) m ltac:(lra)) as C.
  destruct (Qlt_le_dec p 1) as [S | S]; [| nra]. pose proof (bernoulli w m ltac:(lra)) as Be.
  assert (Lm : (m + 1 <= M)%nat).
  { assert (number m <= number n); [pose proof (number_nonneg n); nra |].
    assert (m <= n)%nat; [| lia]. unfold number in *. rewrite <- Zle_Qle in *. lia. }
  apply number_le in Lm. rewrite Nat.add_1_r, number_S in Lm. set (c := power (1 - w) m) in *. clearbody c.
  assert (L1 : number M * (number m * w) <= number M * ((number M - 1) * w)) by nra.
  assert (L2 : 0 <= number M * w) by nra.
  assert (1 <= number M * c); [| lra]. assert (number M - number M * (number m * w) <= number M * c) by nra.
  assert (M1 : 1 <= number M) by (pose proof (number_nonneg m); lra).
  assert (number M * ((number M - 1) * w) == 1 - 2 * (number M * w)) by lra. nra.
Qed.

Lemma both_any B m n p M : 0 <= p -> number m <= p * number n -> (n <= B \/ M <= B)%nat ->
  1 - p - number M * power (1 - / (number M * number (S M))) m <= draws B m (fun l => all_below n l && all_drawn M l).
Proof.
  intros P N L. destruct (le_lt_dec M B) as [H | H].
  - pose proof (both B m n M _ _ (below_weak B m n p P N) (drawn_from_0 B m M ltac:(lia))). lra.
  - eapply Qle_trans; [apply (nothing_claimed m n p M); auto; lia | apply draws_range].
Qed.

Lemma both_strict B m n p M : 0 < p -> number m <= p * number n -> (M <= B)%nat ->
  1 - p - number M * power (1 - / (number M * number (S M))) m < draws B m (fun l => all_below n l && all_drawn M l).
Proof.
  intros P N L. pose proof (below_strict B m n p P N).
  pose proof (both B m n M _ _ (Qle_refl _) (drawn_from_0 B m M ltac:(lia))). lra.
Qed.

Lemma both_with_2 B m n p M : 0 <= p -> number m <= p * number n -> (1 <= M)%nat ->
  1 - p - number M * power (2 - / (number M * number (S M))) m <= draws B m (fun l => all_below n l && all_drawn M l).
Proof. intros P N L. pose proof (both B m n M _ _ (below_weak B m n p P N) (drawn_with_2 B m M L)). lra. Qed.

(** ** Every number of these statements matters *)

Ltac refute_RandomSets_A7_independent_of_B m := specialize (m 1%nat 0%nat 1%nat (forallb (Nat.eqb 1))); absurdity m.

Ltac refute_RandomSets_A7_tail m :=
  let at_ B n := (specialize (m B n); absurdity m) in first [at_ 1%nat 1%nat | at_ 0%nat 1%nat].

Ltac refute_RandomSets_A7_all_below m :=
  let at_ B m' n := (specialize (m B m' n); absurdity m) in first [at_ 1%nat 1%nat 1%nat | at_ 0%nat 1%nat 1%nat].

Ltac refute_RandomSets_A7_a m :=
  let at_ B m' n p := (specialize (m B m' n p); absurdity m) in
  first [at_ 1%nat 1%nat 1%nat 1 | at_ 2%nat 1%nat 2%nat (1 # 2) | at_ 0%nat 0%nat 0%nat (-1 # 1)
        | at_ 0%nat 1%nat 0%nat (1 # 2)].
Ltac prove_RandomSets_A7_a :=
  intros; lazymatch goal with
          | |- _ < _ => apply below_strict; assumption
          | _ => apply below_weak; solve [assumption | lra]
          end.

Ltac refute_RandomSets_A7_b m :=
  let at_ B m' M := (specialize (m B m' M); absurdity m) in
  first [at_ 1%nat 0%nat 1%nat | at_ 1%nat 1%nat 1%nat | at_ 2%nat 1%nat 2%nat | at_ 1%nat 3%nat 1%nat
        | at_ 0%nat 4%nat 2%nat].
Ltac prove_RandomSets_A7_b :=
  intros; lazymatch goal with
          | |- context [power (2 - _) _] => apply drawn_with_2; lia
          | _ => apply drawn_from_0; assumption
          end.

Ltac refute_RandomSets_A7_a_and_b m :=
  let at_ B m' n p M := (specialize (m B m' n p M); absurdity m) in
  first [at_ 2%nat 1%nat 2%nat (1 # 2) 1%nat | at_ 1%nat 1%nat 1%nat 1 1%nat | at_ 1%nat 0%nat 0%nat (-1 # 1) 1%nat
        | at_ 1%nat 1%nat 0%nat (1 # 4) 1%nat].
Ltac prove_RandomSets_A7_a_and_b :=
  intros; lazymatch goal with
          | |- context [power (2 - _) _] => apply both_with_2; solve [assumption | lra | lia]
          | |- _ < _ => apply both_strict; solve [assumption | lia]
          | _ => apply both_any; solve [assumption | lra | lia]
          end.

Ltac refute_RandomSets_A7_exactly m :=
  let at_ B m' n M := (specialize (m B m' n M); absurdity m) in
  first [at_ 1%nat 1%nat 1%nat 0%nat | at_ 0%nat 1%nat 1%nat 1%nat | at_ 0%nat 1%nat 0%nat 2%nat
        | at_ 0%nat 1%nat 1%nat 0%nat].
