(** * A7: random training and validation sets, the probabilities

    Informally.  Draw m indices independently with P(index = k) = 1/(k(k+1)).  Of an index only this matters: which of
    1, ..., B it is, or that it is larger.  So a draw is one of 1, ..., B + 1, where B + 1 stands for "larger than B":
    the weights are 1/(k(k+1)) for k <= B, and 1/(B+1), and the probability of an event is a finite sum of products of
    weights, exact and computed ([draws]).  What depends on the indices up to B only has the same probability for every
    larger B ([A7_independent_of_B]).

    (a) All indices are <= n with probability (1 - 1/(n+1))^m, which is >= 1 - p if n >= m/p.  (b) All of 1, ..., M are
    drawn with probability >= 1 - M (1 - 1/(M(M+1)))^m.  Both probabilities are known exactly, by inclusion and
    exclusion ([A7_exactly]).  What the points drawn are good for is in RandomPoints.v.

    Idea.  The weights telescope.  (1 - x)^m >= 1 - m x (Bernoulli).  (b) is the union bound: a given k is not among m
    draws with probability (1 - 1/(k(k+1)))^m, and M is the rarest. *)

From Coq Require Import QArith Lqa Lia PeanoNat List Bool.
From Barriers Require Import Algorithms.
Import ListNotations.
Open Scope Q_scope.

(** ** Numbers *)

(** k as a rational number *)
Definition number (k : nat) : Q := inject_Z (Z.of_nat k).

Lemma number_S k : number (S k) == number k + 1.
Proof. unfold number. rewrite Nat2Z.inj_succ, <- Z.add_1_r, inject_Z_plus. reflexivity. Qed.

Lemma number_nonneg k : 0 <= number k.
Proof. unfold number, Qle. simpl. lia. Qed.

Lemma number_le j k : (j <= k)%nat -> number j <= number k.
Proof. intros H. unfold number. rewrite <- Zle_Qle. lia. Qed.

Lemma power_same x y m : x == y -> power x m == power y m.
Proof. intros E. induction m as [| m IH]; simpl; [reflexivity | rewrite IH, E; reflexivity]. Qed.

Lemma power_nonneg x m : 0 <= x -> 0 <= power x m.
Proof. intros H. induction m as [| m IH]; simpl; [lra | nra]. Qed.

Lemma power_le x y m : 0 <= x <= y -> power x m <= power y m.
Proof.
  intros H. induction m as [| m IH]; simpl; [lra |]. pose proof (power_nonneg x m ltac:(lra)). nra.
Qed.

Lemma inverse_le x y : 0 < x <= y -> / y <= / x.
Proof.
  intros [X L]. assert (0 < / x) by (apply Qinv_lt_0_compat; lra). assert (0 < / y) by (apply Qinv_lt_0_compat; lra).
  assert (Ex : x * / x == 1) by (apply Qmult_inv_r; lra). assert (Ey : y * / y == 1) by (apply Qmult_inv_r; lra).
  generalize dependent (/ x). generalize dependent (/ y). intros j J Ej i I Ei.
  assert (0 <= (y - x) * (i * j)) by (apply Qmult_le_0_compat; nra).
  setoid_replace j with (x * i * j) by (rewrite Ei; ring).
  setoid_replace i with (y * j * i) at 2 by (rewrite Ej; ring). lra.
Qed.

Lemma bernoulli x m : 0 <= x <= 1 -> 1 - number m * x <= power (1 - x) m.
Proof.
  intros H. induction m as [| m IH]; [change (number 0) with 0; simpl; lra |].
  rewrite number_S. simpl power. pose proof (number_nonneg m). assert (0 <= number m * x * x) by nra. nra.
Qed.

(** ** Draws *)

(** 1/(k(k+1)) *)
Definition weight (k : nat) : Q := / (number k * number (S k)).

(** The sum of [weight k * f k] over k = 1, ..., B. *)
Fixpoint drawn_to (B : nat) (f : nat -> Q) : Q :=
  match B with O => 0 | S B => drawn_to B f + weight (S B) * f (S B) end.

(** The mean of [f] over one draw. *)
Definition one_draw (B : nat) (f : nat -> Q) : Q := drawn_to B f + / number (S B) * f (S B).

(** The probability that the list of [m] draws passes [E]. *)
Fixpoint draws (B m : nat) (E : list nat -> bool) : Q :=
  match m with
  | O => if E [] then 1 else 0
  | S m => one_draw B (fun k => draws B m (fun l => E (k :: l)))
  end.

Lemma inv_number k : 0 < / number (S k).
Proof. apply Qinv_lt_0_compat. rewrite number_S. pose proof (number_nonneg k). lra. Qed.

Lemma weight_positive k : 0 < weight (S k).
Proof.
  apply Qinv_lt_0_compat. rewrite !number_S. pose proof (number_nonneg k). nra.
Qed.

(** 1/(k(k+1)) = 1/k - 1/(k+1) *)
Lemma weight_telescopes k : weight (S k) == / number (S k) - / number (S (S k)).
Proof.
  unfold weight. rewrite !number_S. pose proof (number_nonneg k). field. split; lra.
Qed.

Lemma drawn_to_same B f g : (forall k, (1 <= k <= B)%nat -> f k == g k) -> drawn_to B f == drawn_to B g.
Proof.
  induction B as [| B IH]; intros E; simpl; [reflexivity |]. rewrite IH by (intros; apply E; lia).
  rewrite (E (S B)) by lia. reflexivity.
Qed.

Lemma one_draw_same B f g : (forall k, (1 <= k <= S B)%nat -> f k == g k) -> one_draw B f == one_draw B g.
Proof.
  intros E. unfold one_draw. rewrite (drawn_to_same B f g) by (intros; apply E; lia). rewrite (E (S B)) by lia.
  reflexivity.
Qed.

Lemma drawn_to_linear B f g c d : drawn_to B (fun k => c * f k + d * g k) == c * drawn_to B f + d * drawn_to B g.
Proof. induction B as [| B IH]; simpl; [lra |]. rewrite IH. lra. Qed.

Lemma one_draw_linear B f g c d : one_draw B (fun k => c * f k + d * g k) == c * one_draw B f + d * one_draw B g.
Proof. unfold one_draw. rewrite drawn_to_linear. lra. Qed.

Lemma one_draw_le B f g : (forall k, (1 <= k <= S B)%nat -> f k <= g k) -> one_draw B f <= one_draw B g.
Proof.
  intros E. assert (D : drawn_to B f <= drawn_to B g).
  { assert (E' : forall k, (1 <= k <= B)%nat -> f k <= g k) by (intros; apply E; lia). clear E.
    induction B as [| B IH]; simpl; [lra |]. pose proof (IH (fun k L => E' k ltac:(lia))).
    pose proof (E' (S B) ltac:(lia)). pose proof (weight_positive B). nra. }
  unfold one_draw. pose proof (E (S B) ltac:(lia)). pose proof (inv_number B). nra.
Qed.

(** The weights of 1, ..., B: 1 - 1/(B+1). *)
Lemma drawn_to_all B c : drawn_to B (fun _ => c) == (1 - / number (S B)) * c.
Proof.
  induction B as [| B IH]; [assert (E : / number 1 == 1) by reflexivity; rewrite E; simpl; ring |].
  cbn [drawn_to]. rewrite IH, weight_telescopes. ring.
Qed.

Lemma one_draw_constant B c : one_draw B (fun _ => c) == c.
Proof. unfold one_draw. rewrite drawn_to_all. ring. Qed.

(** A draw from 1, ..., B' + 1, with all that is larger than B put together, is one from 1, ..., B + 1. *)
Lemma one_draw_independent B B' f : (B <= B')%nat -> one_draw B' (fun k => f (Nat.min (S B) k)) == one_draw B f.
Proof.
  intros L. induction L as [| B' L IH].
  - apply one_draw_same. intros k Hk. rewrite Nat.min_r by lia. reflexivity.
  - rewrite <- IH. set (h := fun k => f (Nat.min (S B) k)). assert (E : forall k, (B < k)%nat -> h k = f (S B)).
    { intros k H. unfold h. rewrite Nat.min_l by lia. reflexivity. }
    unfold one_draw. cbn [drawn_to]. rewrite weight_telescopes, !E by lia. ring.
Qed.

(** ** Events *)

Lemma draws_same B m : forall E E',
  (forall l, length l = m -> (forall k, In k l -> (1 <= k <= S B)%nat) -> E l = E' l) ->
  draws B m E == draws B m E'.
Proof.
  induction m as [| m IH]; intros E E' H; simpl; [rewrite H; [reflexivity.. | intros k []] |].
  apply one_draw_same. intros k Hk. apply IH. intros l Hl Il. apply H; [simpl; lia |].
  intros j [<- | J]; auto.
Qed.

Lemma draws_range B m : forall E, 0 <= draws B m E <= 1.
Proof.
  induction m as [| m IH]; intros E; simpl; [destruct (E []); lra |].
  rewrite <- (one_draw_constant B 0), <- (one_draw_constant B 1) at 1.
  split; apply one_draw_le; intros k _; apply IH.
Qed.

Lemma draws_le B m : forall E E', (forall l, E l = true -> E' l = true) -> draws B m E <= draws B m E'.
Proof.
  induction m as [| m IH]; intros E E' H; simpl.
  { specialize (H []). destruct (E []), (E' []); try lra; discriminate H; reflexivity. }
  apply one_draw_le. intros k _. apply IH. intros l. apply H.
Qed.

Lemma draws_plus B m : forall E E', draws B m (fun l => E l || E' l) <= draws B m E + draws B m E'.
Proof.
  induction m as [| m IH]; intros E E'; simpl; [destruct (E []), (E' []); simpl; lra |].
  rewrite <- (Qmult_1_l (one_draw B (fun k => draws B m (fun l => E (k :: l))))).
  rewrite <- (Qmult_1_l (one_draw B (fun k => draws B m (fun l => E' (k :: l))))).
  rewrite <- one_draw_linear. apply one_draw_le. intros k _. rewrite !Qmult_1_l. apply IH.
Qed.

Lemma draws_not B m : forall E, draws B m (fun l => negb (E l)) == 1 - draws B m E.
Proof.
  induction m as [| m IH]; intros E; simpl; [destruct (E []); simpl; ring |].
  setoid_replace (1 - one_draw B (fun k => draws B m (fun l => E (k :: l))))
    with (1 * one_draw B (fun _ => 1) + (-1) * one_draw B (fun k => draws B m (fun l => E (k :: l))))
    by (rewrite one_draw_constant; ring).
  rewrite <- one_draw_linear. apply one_draw_same. intros k _. rewrite IH. ring.
Qed.

Lemma draws_none B m : draws B m (fun _ => false) == 0.
Proof.
  induction m as [| m IH]; simpl; [reflexivity |]. rewrite (one_draw_same B _ (fun _ => 0)); auto.
  apply one_draw_constant.
Qed.

(** Independence: a condition on every draw. *)
Lemma draws_each B m (c : nat -> bool) :
  draws B m (forallb c) == power (one_draw B (fun k => if c k then 1 else 0)) m.
Proof.
  induction m as [| m IH]; [reflexivity |]. simpl. set (p := power _ m) in *.
  rewrite (one_draw_same B _ (fun k => p * (if c k then 1 else 0) + 0 * 0)).
  - rewrite one_draw_linear. ring.
  - intros k _. destruct (c k); simpl; [rewrite IH | rewrite draws_none]; ring.
Qed.

Theorem A7_independent_of_B B B' m : (B <= B')%nat -> forall E,
  draws B' m (fun l => E (map (Nat.min (S B)) l)) == draws B m E.
Proof.
  intros L. induction m as [| m IH]; intros E; [reflexivity |]. simpl.
  rewrite <- (one_draw_independent B B' (fun k => draws B m (fun l => E (k :: l))) L).
  apply one_draw_same. intros k _. apply (IH (fun l => E (Nat.min (S B) k :: l))).
Qed.

(** ** (a) *)

Lemma drawn_to_small B n : (n <= B)%nat -> drawn_to B (fun k => if (k <=? n)%nat then 1 else 0) == 1 - / number (S n).
Proof.
  intros L. induction L as [| B L IH].
  - rewrite (drawn_to_same n _ (fun _ => 1)); [rewrite drawn_to_all; lra |].
    intros k Hk. destruct (Nat.leb_spec k n); [reflexivity | lia].
  - cbn [drawn_to]. rewrite IH. destruct (Nat.leb_spec (S B) n); [lia | lra].
Qed.

Lemma one_draw_small B n : (n <= B)%nat -> one_draw B (fun k => if (k <=? n)%nat then 1 else 0) == 1 - / number (S n).
Proof.
  intros L. unfold one_draw. rewrite (drawn_to_small B n L). destruct (Nat.leb_spec (S B) n); [lia | lra].
Qed.

(** P(index > n) = 1/(n+1) *)
Theorem A7_tail B n : (n <= B)%nat -> draws B 1 (forallb (fun k => negb (k <=? n)%nat)) == / number (S n).
Proof.
  intros L. rewrite draws_each. simpl power.
  rewrite (one_draw_same B _ (fun k => 1 * 1 + (-1) * (if (k <=? n)%nat then 1 else 0))).
  - rewrite one_draw_linear, one_draw_constant, (one_draw_small B n L). ring.
  - intros k _. destruct (k <=? n)%nat; simpl; ring.
Qed.

Definition all_below (n : nat) : list nat -> bool := forallb (fun k => (k <=? n)%nat).

Theorem A7_all_below B m n : (n <= B)%nat -> draws B m (all_below n) == power (1 - / number (S n)) m.
Proof.
  intros L. unfold all_below. rewrite draws_each. apply power_same, one_draw_small, L.
Qed.

Theorem A7_a B m n p : 0 < p -> number m <= p * number n -> (n <= B)%nat -> 1 - p <= draws B m (all_below n).
Proof.
  intros P N L. rewrite (A7_all_below B m n L). pose proof (inv_number n) as I. pose proof (number_nonneg n).
  assert (E : number (S n) * / number (S n) == 1) by (apply Qmult_inv_r; rewrite number_S; lra).
  pose proof (number_S n) as Sn. set (x := / number (S n)) in *. rewrite Sn in E.
  assert (x <= 1) by nra. pose proof (bernoulli x m ltac:(lra)). assert (number m * x <= p); [| lra].
  assert (number m * x <= p * number n * x) by nra. nra.
Qed.

(** ** (b) *)

(** All of 1, ..., M are among the draws. *)
Definition all_drawn (M : nat) (l : list nat) : bool := forallb (fun k => existsb (Nat.eqb k) l) (seq 1 M).

Lemma missed k l : negb (existsb (Nat.eqb k) l) = forallb (fun j => negb (k =? j)%nat) l.
Proof. induction l as [| j l IH]; simpl; [reflexivity |]. rewrite negb_orb, IH. reflexivity. Qed.

Lemma drawn_to_one B k : (1 <= k <= B)%nat -> drawn_to B (fun j => if (k =? j)%nat then 1 else 0) == weight k.
Proof.
  induction B as [| B IH]; intros H; [lia |]. cbn [drawn_to]. destruct (Nat.eqb_spec k (S B)) as [-> | N].
  - rewrite (drawn_to_same B _ (fun _ => 0)); [rewrite drawn_to_all; lra |].
    intros j Hj. destruct (Nat.eqb_spec (S B) j); [lia | reflexivity].
  - rewrite IH by lia. ring.
Qed.

Lemma draws_missed B m k : (1 <= k <= B)%nat ->
  draws B m (fun l => negb (existsb (Nat.eqb k) l)) == power (1 - weight k) m.
Proof.
  intros H. rewrite (draws_same B m _ (forallb (fun j => negb (k =? j)%nat))) by (intros; apply missed).
  rewrite draws_each. apply power_same.
  rewrite (one_draw_same B _ (fun j => 1 * 1 + (-1) * (if (k =? j)%nat then 1 else 0))).
  - rewrite one_draw_linear, one_draw_constant. unfold one_draw. rewrite (drawn_to_one B k H).
    destruct (Nat.eqb_spec k (S B)); [lia | ring].
  - intros j _. destruct (k =? j)%nat; simpl; ring.
Qed.

(** The rarest of 1, ..., M is M. *)
Lemma weight_decreases j k : (1 <= j <= k)%nat -> weight k <= weight j.
Proof.
  intros [H L]. induction L as [| k L IH]; [lra |]. apply (Qle_trans _ (weight k)); [| exact IH].
  destruct k as [| k]; [lia |]. apply inverse_le. rewrite !number_S. pose proof (number_nonneg k). nra.
Qed.

Lemma weight_at_most_1 k : weight (S k) <= 1.
Proof. apply (Qle_trans _ (weight 1)); [apply weight_decreases; lia | discriminate]. Qed.

Theorem A7_b B m M : (1 <= M <= B)%nat ->
  1 - number M * power (1 - / (number M * number (S M))) m <= draws B m (all_drawn M).
Proof.
  intros H. change (/ (number M * number (S M))) with (weight M). set (c := power (1 - weight M) m).
  assert (U : forall n i, (1 <= i)%nat -> (n + i <= S M)%nat ->
    draws B m (fun l => negb (forallb (fun k => existsb (Nat.eqb k) l) (seq i n))) <= number n * c).
  { induction n as [| n IH]; intros i Hi L; [rewrite draws_none; change (number 0) with 0; lra |].
    rewrite (draws_same B m _ (fun l => negb (existsb (Nat.eqb i) l) ||
      negb (forallb (fun k => existsb (Nat.eqb k) l) (seq (S i) n)))) by (intros; simpl; apply negb_andb).
    eapply Qle_trans; [apply draws_plus |]. rewrite (draws_missed B m i) by lia.
    specialize (IH (S i) ltac:(lia) ltac:(lia)).
    assert (power (1 - weight i) m <= c); [| rewrite number_S; lra].
    apply power_le. pose proof (weight_decreases i M ltac:(lia)). destruct i as [| i]; [lia |].
    pose proof (weight_at_most_1 i). lra. }
  specialize (U M 1%nat (le_n 1) ltac:(lia)). rewrite draws_not in U. unfold all_drawn. lra.
Qed.

(** Both at once. *)
Theorem A7_a_and_b B m n p M : 0 < p -> number m <= p * number n -> (n <= B)%nat -> (1 <= M <= B)%nat ->
  1 - p - number M * power (1 - / (number M * number (S M))) m <= draws B m (fun l => all_below n l && all_drawn M l).
Proof.
  intros P N L H. pose proof (A7_a B m n p P N L) as A. pose proof (A7_b B m M H) as U.
  pose proof (draws_plus B m (fun l => negb (all_below n l)) (fun l => negb (all_drawn M l))) as D.
  rewrite !draws_not in D.
  assert (E : draws B m (fun l => negb (all_below n l) || negb (all_drawn M l)) ==
    1 - draws B m (fun l => all_below n l && all_drawn M l)).
  { rewrite <- draws_not. apply draws_same. intros l _ _. symmetry. apply negb_andb. }
  rewrite E in D. lra.
Qed.

(** ** Both, exactly, by inclusion and exclusion *)

Fixpoint exclusion (m M : nat) (x : Q) : Q :=
  match M with O => power (1 - x) m | S M => exclusion m M x - exclusion m M (x + weight (S M)) end.

Lemma exclusion_same m M : forall x y, x == y -> exclusion m M x == exclusion m M y.
Proof.
  induction M as [| M IH]; intros x y E; simpl; [apply power_same; rewrite E; reflexivity |].
  rewrite (IH x y E), (IH (x + weight (S M)) (y + weight (S M))); [reflexivity | rewrite E; reflexivity].
Qed.

Lemma draws_minus B m E E' : draws B m (fun l => E l && E' l) == draws B m E - draws B m (fun l => E l && negb (E' l)).
Proof.
  revert E E'. induction m as [| m IH]; intros E E'; simpl; [destruct (E []), (E' []); simpl; ring |].
  setoid_replace (one_draw B (fun k => draws B m (fun l => E (k :: l)))
      - one_draw B (fun k => draws B m (fun l => E (k :: l) && negb (E' (k :: l)))))
    with (1 * one_draw B (fun k => draws B m (fun l => E (k :: l)))
      + (-1) * one_draw B (fun k => draws B m (fun l => E (k :: l) && negb (E' (k :: l))))) by ring.
  rewrite <- one_draw_linear. apply one_draw_same. intros k _. rewrite IH. ring.
Qed.

(** A draw that is allowed by [c] has probability 1 - x; 1, ..., M are allowed. *)
Lemma draws_exclusion B m M : forall c x, (M <= B)%nat -> (forall k, (k <= M)%nat -> c k = true) ->
  one_draw B (fun k => if c k then 1 else 0) == 1 - x ->
  draws B m (fun l => forallb c l && all_drawn M l) == exclusion m M x.
Proof.
  induction M as [| M IH]; intros c x L C X.
  - simpl. rewrite (draws_same B m _ (forallb c)) by (intros; apply andb_true_r). rewrite draws_each.
    apply power_same, X.
  - rewrite (draws_same B m _ (fun l => (forallb c l && all_drawn M l) && existsb (Nat.eqb (S M)) l)).
    + rewrite draws_minus, (IH c x ltac:(lia)) by auto. simpl exclusion.
      rewrite (draws_same B m (fun l => (forallb c l && all_drawn M l) && negb (existsb (Nat.eqb (S M)) l))
        (fun l => forallb (fun k => c k && negb (S M =? k)%nat) l && all_drawn M l)).
      * rewrite (IH _ (x + weight (S M))); [reflexivity | lia | |].
        -- intros k Hk. rewrite C by lia. destruct (Nat.eqb_spec (S M) k); [lia | reflexivity].
        -- rewrite (one_draw_same B _ (fun k => 1 * (if c k then 1 else 0) + (-1) * (if (S M =? k)%nat then 1 else 0))).
           ++ rewrite one_draw_linear, X. unfold one_draw. rewrite (drawn_to_one B (S M)) by lia.
              destruct (Nat.eqb_spec (S M) (S B)); [lia | ring].
           ++ intros k _. destruct (Nat.eqb_spec (S M) k) as [<- |]; [rewrite C by lia; simpl; ring |].
              destruct (c k); simpl; ring.
      * intros l _ _. rewrite missed. destruct (all_drawn M l); [| rewrite !andb_false_r; reflexivity].
        rewrite !andb_true_r. induction l as [| k l Il]; cbn [forallb]; [reflexivity |]. rewrite <- Il.
        destruct (c k), (negb (S M =? k)%nat), (forallb c l); reflexivity.
    + intros l _ _. unfold all_drawn. rewrite seq_S, forallb_app. simpl forallb. rewrite andb_true_r, andb_assoc.
      reflexivity.
Qed.

Theorem A7_exactly B m n M : (M <= n <= B)%nat ->
  draws B m (all_drawn M) == exclusion m M 0 /\
  draws B m (fun l => all_below n l && all_drawn M l) == exclusion m M (/ number (S n)).
Proof.
  intros H. split.
  - rewrite (draws_same B m _ (fun l => forallb (fun _ => true) l && all_drawn M l)).
    + apply draws_exclusion; [lia | reflexivity | rewrite one_draw_constant; ring].
    + intros l _ _. replace (forallb (fun _ => true) l) with true; [reflexivity |]. induction l; auto.
  - apply draws_exclusion; [lia | | apply one_draw_small; lia].
    intros k Hk. apply Nat.leb_le. lia.
Qed.

Lemma all_drawn_in M l k : all_drawn M l = true -> (1 <= k <= M)%nat -> In k l.
Proof.
  intros A H. unfold all_drawn in A. rewrite forallb_forall in A. specialize (A k ltac:(apply in_seq; lia)).
  apply existsb_exists in A. destruct A as (j & J & E). apply Nat.eqb_eq in E. subst. exact J.
Qed.
