(** * Regressions: LASSO and elastic net; T0, one minimiser

    min sum_j 2 l_j |x_j| + mu_j x_j^2 + sum_a v_a (Ax - y)_a^2: the LASSO, the elastic net, with or without an
    intercept (a column with l_j = 0), with row weights v_a >= 0.  With the correlations c_j = <A_j, y - Ax> - mu_j x_j,
    a vector is a minimiser if |c_j| <= l_j and l_j |x_j| = c_j x_j for all j.  It is the only one if the columns with
    |c_j| = l_j and mu_j = 0 are independent on the rows with v_a > 0, where those may be left out that some vector
    pushes away.

    Idea.  The costs of x' and x differ by a sum of terms >= 0 ([cost_difference]).  If both are minimal, all vanish
    ([two_minimisers]). *)

From Coq Require Import ZArith QArith Lia PeanoNat List Setoid Morphisms.
From Barriers Require Import OrderedFields LinearSystems.
Import ListNotations.
Open Scope field_scope.

Section Regressions.
Context {K : ordered_field}.
Add Field K_f : (K_field K) (morphism (of_Q_morph K), constants [f_cst], setoid (K_setoid K) (K_ext K)).

(** [m] rows, [n] columns; the row weights v and the ridge mu. *)
Variables (m n : nat) (weight ridge : nat -> K).
Implicit Types (A : nat -> nat -> K) (y x z lambda : nat -> K) (c : K) (S : list nat).

(** ** The problem *)

Definition residual A y x (a : nat) : K := y a - over (below n) (fun j => A a j * x j).

Definition cost A y lambda x : K :=
  over (below n) (fun j => $2 * lambda j * fabs (x j) + ridge j * (x j * x j)) +
  over (below m) (fun a => weight a * (residual A y x a * residual A y x a)).

Definition minimises A y lambda x : Prop := forall x', cost A y lambda x <= cost A y lambda x'.

(** Inner products and 1-norms with the row weights; the columns of a matrix. *)
Definition inner (p q : nat -> K) : K := over (below m) (fun a => weight a * (p a * q a)).
Definition norm (p : nat -> K) : K := over (below m) (fun a => weight a * fabs (p a)).
Definition column A j : nat -> K := fun a => A a j.

(** G = A^T V A + mu *)
Definition gram A (i j : nat) : K := inner (column A i) (column A j) + (if (i =? j)%nat then ridge i else 0).

(** ** Inner products *)

Hypothesis weight_nonneg : forall a, (a < m)%nat -> 0 <= weight a.

Lemma inner_same p p' q q' : (forall a, (a < m)%nat -> p a == p' a) -> (forall a, (a < m)%nat -> q a == q' a) ->
  inner p q == inner p' q'.
Proof. intros P Q. apply over_same. intros a Ha. apply in_below in Ha. rewrite (P a Ha), (Q a Ha). reflexivity. Qed.

Lemma norm_same p p' : (forall a, (a < m)%nat -> p a == p' a) -> norm p == norm p'.
Proof. intros P. apply over_same. intros a Ha. apply in_below in Ha. rewrite (P a Ha). reflexivity. Qed.

Lemma norm_opposite p : norm (fun a => - p a) == norm p.
Proof. apply over_same. intros. rewrite abs_opp. reflexivity. Qed.

Lemma inner_comm p q : inner p q == inner q p.
Proof. apply over_same. intros. ring. Qed.

Lemma inner_plus p p' q : inner (fun a => p a + p' a) q == inner p q + inner p' q.
Proof. unfold inner. rewrite <- over_plus. apply over_same. intros. ring. Qed.

Lemma inner_minus p p' q : inner (fun a => p a - p' a) q == inner p q - inner p' q.
Proof. unfold inner. rewrite <- over_minus. apply over_same. intros. ring. Qed.

Lemma inner_scale c p q : inner (fun a => c * p a) q == c * inner p q.
Proof. unfold inner. rewrite <- over_scale. apply over_same. intros. ring. Qed.

Lemma inner_sum S (P : nat -> nat -> K) (c q : nat -> K) :
  inner (fun a => over S (fun l => P a l * c l)) q == over S (fun l => c l * inner (column P l) q).
Proof.
  unfold inner, column. transitivity (over (below m) (fun a => over S (fun l => weight a * (P a l * c l * q a)))).
  - apply over_same. intros a _. rewrite (over_scale S (weight a)), over_scale_right. reflexivity.
  - rewrite over_swap. apply over_same. intros l _. rewrite <- over_scale. apply over_same. intros. ring.
Qed.

Lemma inner_bound p q c t : (forall a, (a < m)%nat -> fabs (p a) <= c) -> (forall a, (a < m)%nat ->
  fabs (q a) <= t a) ->
  fabs (inner p q) <= c * over (below m) (fun a => weight a * t a).
Proof.
  intros P Q. rewrite <- over_scale. apply over_abs. intros a Ha. apply in_below in Ha. rewrite !abs_mult.
  pose proof (weight_nonneg a Ha) as W. specialize (P a Ha). specialize (Q a Ha).
  assert (E : fabs (weight a) == weight a) by (pose proof (abs_spec (weight a)); fra). rewrite E.
  pose proof (abs_nonneg (p a)) as P0. pose proof (abs_nonneg (q a)) as Q0.
  assert (G : 0 <= weight a * ((c - fabs (p a)) * t a)) by (repeat apply mult_nonneg; fra).
  assert (G' : 0 <= weight a * (fabs (p a) * (t a - fabs (q a)))) by (repeat apply mult_nonneg; fra). fra.
Qed.

Lemma inner_norm_bound p q c : (forall a, (a < m)%nat -> fabs (p a) <= c) -> fabs (inner p q) <= c * norm q.
Proof. intros P. apply (inner_bound p q c (fun a => fabs (q a)) P). intros. apply le_refl. Qed.

(** ** Optimality *)

Definition correlation A y x j : K := inner (column A j) (residual A y x) - ridge j * x j.

Definition optimality A y lambda x : Prop := forall j, (j < n)%nat ->
  fabs (correlation A y x j) <= lambda j /\ lambda j * fabs (x j) == correlation A y x j * x j.

Hypothesis ridge_nonneg : forall j, (j < n)%nat -> 0 <= ridge j.

Lemma cost_difference A y lambda x z : cost A y lambda x - cost A y lambda z ==
  over (below n) (fun j => $2 * (lambda j * fabs (x j) - lambda j * fabs (z j) - correlation A y z j * (x j - z j)) +
    ridge j * ((x j - z j) * (x j - z j))) +
  over (below m) (fun a => weight a * ((residual A y z a - residual A y x a) * (residual A y z a - residual A y x a))).
Proof.
  set (d a := residual A y z a - residual A y x a).
  assert (E : inner d (residual A y z) ==
    over (below n) (fun j => (x j - z j) * inner (column A j) (residual A y z))).
  { rewrite <- (inner_sum (below n) A (fun j => x j - z j)). apply inner_same; [| reflexivity]. intros a _.
    unfold d, residual.
    setoid_replace (over (below n) (fun j => A a j * (x j - z j)))
      with (over (below n) (fun j => A a j * x j) - over (below n) (fun j => A a j * z j));
      [ring | rewrite <- over_minus; apply over_same; intros; ring]. }
  assert (F : over (below m) (fun a => weight a * (residual A y x a * residual A y x a)) -
    over (below m) (fun a => weight a * (residual A y z a * residual A y z a)) ==
    over (below m) (fun a => weight a * (d a * d a)) - $2 * inner d (residual A y z)).
  { unfold inner. rewrite <- over_scale, <- !over_minus. apply over_same. intros a _. unfold d. ring. }
  unfold cost.
  setoid_replace (over (below m) (fun a => weight a * (residual A y x a * residual A y x a)))
    with (over (below m) (fun a => weight a * (residual A y z a * residual A y z a)) +
      (over (below m) (fun a => weight a * (d a * d a)) - $2 * inner d (residual A y z))) by (rewrite <- F; ring).
  rewrite E.
  transitivity (over (below n) (fun j => $2 * lambda j * fabs (x j) + ridge j * (x j * x j)) -
    over (below n) (fun j => $2 * lambda j * fabs (z j) + ridge j * (z j * z j)) -
    $2 * over (below n) (fun j => (x j - z j) * inner (column A j) (residual A y z)) +
    over (below m) (fun a => weight a * (d a * d a))); [ring |].
  apply fadd_proper; [| reflexivity]. rewrite <- over_scale, <- !over_minus. apply over_same. intros j _.
  unfold correlation. ring.
Qed.

Section Minimiser.
Variables (A : nat -> nat -> K) (y lambda x : nat -> K).
Hypothesis stationary : optimality A y lambda x.
Let gap z j : K := lambda j * fabs (z j) - lambda j * fabs (x j) - correlation A y x j * (z j - x j).

Lemma gap_same z j : (j < n)%nat -> gap z j == lambda j * fabs (z j) - correlation A y x j * z j.
Proof. intros Hj. destruct (stationary j Hj) as [_ E]. unfold gap. rewrite E. ring. Qed.

Lemma gap_nonneg z j : (j < n)%nat -> 0 <= gap z j.
Proof.
  intros Hj. rewrite gap_same by exact Hj. destruct (stationary j Hj) as [C _]. pose proof (abs_nonneg (z j)) as P.
  pose proof (le_abs (correlation A y x j * z j)) as L. rewrite abs_mult in L.
  assert (0 <= (lambda j - fabs (correlation A y x j)) * fabs (z j)) by (apply mult_nonneg; fra). fra.
Qed.

Lemma column_term z j : In j (below n) -> 0 <= $2 * gap z j + ridge j * ((z j - x j) * (z j - x j)).
Proof.
  intros Hj. apply in_below in Hj. pose proof (gap_nonneg z j Hj).
  assert (0 <= ridge j * ((z j - x j) * (z j - x j))) by (apply mult_nonneg; [auto | apply square_nonneg]). fra.
Qed.

Lemma row_term z a : In a (below m) ->
  0 <= weight a * ((residual A y x a - residual A y z a) * (residual A y x a - residual A y z a)).
Proof. intros Ha. apply in_below in Ha. apply mult_nonneg; [auto | apply square_nonneg]. Qed.

Theorem T0_minimiser : minimises A y lambda x.
Proof.
  intros z. pose proof (cost_difference A y lambda z x) as E. pose proof (over_nonneg _ _ (column_term z)).
  pose proof (over_nonneg _ _ (row_term z)). unfold gap in *. fra.
Qed.

(** What two minimisers have in common. *)
Lemma two_minimisers z : minimises A y lambda z ->
  (forall j, (j < n)%nat -> lambda j * fabs (z j) == correlation A y x j * z j /\ ridge j * (z j - x j) == 0) /\
  forall a, (a < m)%nat -> weight a * over (below n) (fun j => A a j * (z j - x j)) == 0.
Proof.
  intros Min. pose proof (cost_difference A y lambda z x) as E. pose proof (Min x) as L.
  pose proof (over_nonneg _ _ (column_term z)) as C0. pose proof (over_nonneg _ _ (row_term z)) as R0.
  assert (C1 : over (below n) (fun j => $2 * gap z j + ridge j * ((z j - x j) * (z j - x j))) <= 0)
    by (unfold gap in *; fra).
  assert (R1 : over (below m) (fun a => weight a * ((residual A y x a - residual A y z a) *
    (residual A y x a - residual A y z a))) <= 0) by (unfold gap in *; fra).
  pose proof (over_all_zero _ _ (column_term z) C1) as Cz. pose proof (over_all_zero _ _ (row_term z) R1) as Rz.
  assert (Cancel : forall s t : K, 0 <= s -> s * (t * t) <= 0 -> s * t == 0).
  { intros s t Hs H. destruct (eq_dec s 0) as [S | S]; [rewrite S; ring |]. assert (P : 0 < s) by fra.
    assert (T : t == 0) by (apply square_zero, (mult_le_cancel _ _ s P); fra). rewrite T. ring. }
  split.
  - intros j Hj. pose proof (Cz j (proj2 (in_below n j) Hj)) as Z. simpl in Z. pose proof (gap_nonneg z j Hj) as G.
    assert (0 <= ridge j * ((z j - x j) * (z j - x j))) by (apply mult_nonneg; [auto | apply square_nonneg]).
    split; [pose proof (gap_same z j Hj); fra | apply Cancel; [auto | fra]].
  - intros a Ha. pose proof (Rz a (proj2 (in_below m a) Ha)) as Z. simpl in Z. apply Cancel; [auto |].
    assert (F : residual A y x a - residual A y z a == over (below n) (fun j => A a j * (z j - x j))).
    { setoid_replace (over (below n) (fun j => A a j * (z j - x j)))
        with (over (below n) (fun j => A a j * z j) - over (below n) (fun j => A a j * x j));
        [unfold residual; ring | rewrite <- over_minus; apply over_same; intros; ring]. }
    rewrite F in Z. fra.
Qed.

(** A vector p pushes: <A_j, p> = 0 where x_j <> 0 or l_j = 0, and <A_j, p> c_j <= 0 elsewhere.  In T are the columns
    with |c_j| = l_j and mu_j = 0 that are not pushed. *)
Theorem T0_one_minimiser p T : NoDup T -> (forall j, In j T -> (j < n)%nat) ->
  (forall j, (j < n)%nat -> fabs (correlation A y x j) == lambda j -> ridge j == 0 ->
     inner (column A j) p * correlation A y x j <= 0 /\
     (~ x j == 0 \/ lambda j == 0 -> inner (column A j) p == 0) /\ (inner (column A j) p == 0 -> In j T)) ->
  (forall e, (forall a, (a < m)%nat -> 0 < weight a -> over T (fun j => A a j * e j) == 0) -> forall j, In j T ->
    e j == 0) ->
  forall z, minimises A y lambda z -> forall j, (j < n)%nat -> z j == x j.
Proof.
  intros D B Push Inj z Min. destruct (two_minimisers z Min) as [Col Row].
  (* off the columns with |c_j| = l_j, mu_j = 0 *)
  assert (Away : forall j, (j < n)%nat -> ~ (fabs (correlation A y x j) == lambda j /\ ridge j == 0) -> z j - x j == 0).
  { intros j Hj N. destruct (Col j Hj) as [Cj Rj]. destruct (stationary j Hj) as [L E].
    destruct (eq_dec (ridge j) 0) as [R | R].
    - assert (C : fabs (correlation A y x j) < lambda j) by (assert (~ fabs (correlation A y x j) == lambda j)
        by tauto; fra).
      assert (Zero : forall t : K, lambda j * fabs t == correlation A y x j * t -> t == 0).
      { intros t Ht. apply abs_zero, le_not_lt. intros P. pose proof (le_abs (correlation A y x j * t)) as Q.
        rewrite abs_mult in Q. assert (0 < (lambda j - fabs (correlation A y x j)) * fabs t) by (apply mult_positive;
          fra). fra. }
      rewrite (Zero _ Cj), (Zero _ E). ring.
    - pose proof (mult_inv_r (ridge j) R) as I. setoid_replace (z j - x j) with (ridge j * / ridge j * (z j - x j))
        by (rewrite I; ring). setoid_replace (ridge j * / ridge j * (z j - x j))
          with (/ ridge j * (ridge j * (z j - x j))) by ring.
      rewrite Rj. ring. }
  (* what is pushed does not move *)
  assert (Sum : over (below n) (fun j => - ((z j - x j) * inner (column A j) p)) == 0).
  { transitivity (- inner (fun a => over (below n) (fun j => A a j * (z j - x j))) p).
    - rewrite inner_sum. setoid_replace (- over (below n) (fun l => (z l - x l) * inner (column A l) p))
        with (-(1) * over (below n) (fun l => (z l - x l) * inner (column A l) p)) by ring.
      rewrite <- over_scale. apply over_same. intros. ring.
    - unfold inner. rewrite over_zero; [ring |]. intros a Ha. apply in_below in Ha. pose proof (Row a Ha) as Z.
      set (u := over (below n) (fun j => A a j * (z j - x j))) in *.
      setoid_replace (weight a * (u * p a)) with (weight a * u * p a) by ring. rewrite Z. ring. }
  assert (Term : forall j, In j (below n) -> 0 <= - ((z j - x j) * inner (column A j) p)).
  { intros j Hj. apply in_below in Hj.
    destruct (eq_dec (fabs (correlation A y x j)) (lambda j)) as [C | C];
      [destruct (eq_dec (ridge j) 0) as [R | R] |]; try (rewrite (Away j Hj) by tauto; fra).
    destruct (Push j Hj C R) as (P & Z & _). destruct (Col j Hj) as [Cj _].
    destruct (eq_dec (x j) 0) as [X | X]; [| rewrite (Z (or_introl X)); fra].
    destruct (eq_dec (lambda j) 0) as [L | L]; [rewrite (Z (or_intror L)); fra |].
    assert (Lp : 0 < lambda j) by (pose proof (abs_nonneg (correlation A y x j)); fra). rewrite X.
    set (q := inner (column A j) p) in *. set (c := correlation A y x j) in *.
    assert (Q : lambda j * (q * z j) <= 0).
    { destruct (abs_spec (z j)) as [[Zs Ez] | [Zs Ez]]; rewrite Ez in Cj.
      - setoid_replace (lambda j * (q * z j)) with (q * (lambda j * z j)) by ring. rewrite Cj.
        assert (0 <= - (q * c) * z j) by (apply mult_nonneg; fra). fra.
      - setoid_replace (lambda j * (q * z j)) with (- (q * (lambda j * - z j))) by ring. rewrite Cj.
        assert (0 <= - (q * c) * - z j) by (apply mult_nonneg; fra). fra. }
    assert (Q' : q * z j <= 0) by (apply (mult_le_cancel _ _ (lambda j) Lp); fra). fra. }
  assert (Kept : forall j, (j < n)%nat -> ~ In j T -> z j - x j == 0).
  { intros j Hj NT. destruct (eq_dec (fabs (correlation A y x j)) (lambda j)) as [C | C];
      [destruct (eq_dec (ridge j) 0) as [R | R] |]; try (apply (Away j Hj); tauto).
    assert (Le : over (below n) (fun j => - ((z j - x j) * inner (column A j) p)) <= 0) by (rewrite Sum; fra).
    pose proof (over_all_zero _ _ Term Le j (proj2 (in_below n j) Hj)) as Z. simpl in Z.
    destruct (Push j Hj C R) as (_ & _ & In_T). set (q := inner (column A j) p) in *.
    destruct (eq_dec q 0) as [Q | Q]; [contradiction (NT (In_T Q)) |]. pose proof (mult_inv_r q Q) as I.
    setoid_replace (z j - x j) with (q * / q * (z j - x j)) by (rewrite I; ring).
    setoid_replace (q * / q * (z j - x j)) with (/ q * - - ((z j - x j) * q)) by ring. rewrite Z. ring. }
  intros j Hj. assert (F : z j - x j == 0); [| fra].
  destruct (in_dec Nat.eq_dec j T) as [H | H]; [| apply Kept; assumption].
  apply (Inj (fun j => z j - x j)); [| exact H]. intros a Ha W. pose proof (Row a Ha) as Z.
  rewrite (over_support n T (fun j => A a j * (z j - x j)) D B) in Z
    by (intros l Hl Nl; rewrite (Kept l Hl Nl); ring).
  set (u := over T (fun j => A a j * (z j - x j))) in *. assert (Nw : ~ weight a == 0) by fra.
  pose proof (mult_inv_r (weight a) Nw) as I. setoid_replace u with (weight a * / weight a * u) by (rewrite I; ring).
  setoid_replace (weight a * / weight a * u) with (/ weight a * (weight a * u)) by ring. rewrite Z. ring.
Qed.

(** With G = A_S^T V A_S + mu in the place of columns: if |c_j| < l_j off S and G is injective, x is the only one. *)
Lemma one_minimiser S : NoDup S -> (forall i, In i S -> (i < n)%nat) ->
  (forall j, (j < n)%nat -> ~ In j S -> fabs (correlation A y x j) < lambda j) ->
  (forall e, (forall i, In i S -> over S (fun j => gram A i j * e j) == 0) -> forall i, In i S -> e i == 0) ->
  forall z, minimises A y lambda z -> forall j, (j < n)%nat -> z j == x j.
Proof.
  intros D B Off Inj z Min. destruct (two_minimisers z Min) as [Col Row].
  assert (Zero : forall j, (j < n)%nat -> ~ In j S -> z j - x j == 0).
  { intros j Hj H. destruct (Col j Hj) as [Cj _]. destruct (stationary j Hj) as [_ E]. pose proof (Off j Hj H) as C.
    assert (Z : forall t : K, lambda j * fabs t == correlation A y x j * t -> t == 0).
    { intros t Ht. apply abs_zero, le_not_lt. intros P. pose proof (le_abs (correlation A y x j * t)) as Q.
      rewrite abs_mult in Q. assert (0 < (lambda j - fabs (correlation A y x j)) * fabs t) by (apply mult_positive;
        fra). fra. }
    rewrite (Z _ Cj), (Z _ E). ring. }
  assert (Kernel : forall i, In i S -> over S (fun j => gram A i j * (z j - x j)) == 0).
  { intros i Hi. unfold gram.
    rewrite (over_same _ _ (fun j => (z j - x j) * inner (column A j) (column A i) +
      unit_entry i j * (ridge j * (z j - x j)))).
    - rewrite over_plus, (over_pick S (fun j => ridge j * (z j - x j)) i D Hi), (proj2 (Col i (B i Hi))), <- inner_sum.
      unfold inner. rewrite over_zero; [ring |]. intros a Ha. apply in_below in Ha. pose proof (Row a Ha) as Z.
      rewrite (over_support n S (fun j => A a j * (z j - x j)) D B) in Z
        by (intros l Hl Nl; rewrite (Zero l Hl Nl); ring).
      set (u := over S (fun j => A a j * (z j - x j))) in *.
      setoid_replace (weight a * (u * column A i a)) with (weight a * u * column A i a) by ring. rewrite Z. ring.
    - intros j _. rewrite (inner_comm (column A i)). unfold unit_entry. destruct (Nat.eqb_spec i j); [subst |]; ring. }
  intros j Hj. assert (F : z j - x j == 0); [| fra].
  destruct (in_dec Nat.eq_dec j S) as [H | H]; [apply (Inj (fun j => z j - x j) Kernel j H) | apply Zero; assumption].
Qed.
End Minimiser.
End Regressions.
Arguments inner_bound {K m weight} weight_nonneg p q c t _ _.
Arguments inner_norm_bound {K m weight} weight_nonneg p q c _.
Arguments inner_same {K m weight} p p' q q' _ _.
Arguments norm_same {K m weight} p p' _.
Arguments norm_opposite {K m weight} p.
Arguments inner_comm {K m weight} p q.
Arguments inner_plus {K m weight} p p' q.
Arguments inner_minus {K m weight} p p' q.
Arguments inner_scale {K m weight} c p q.
Arguments inner_sum {K m weight} S P c q.
