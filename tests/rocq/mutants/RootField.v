(** * Q with the square root of d: an ordered field in which d, no square in Q, has a root

    a + b sqrt d >= 0 says that a >= 0 and a^2 >= d b^2, or b >= 0 and a^2 <= d b^2. *)

From Coq Require Import ZArith QArith Lia Lqa Setoid Ring_theory OrderedRing.
From Barriers Require Import OrderedFields.
Open Scope Q_scope.

(** A whole number strictly between two consecutive squares is no square in Q: if p^2 = d q^2 then also
    (d q - r p)^2 = d (p - r q)^2, and p - r q is less than q. *)
Lemma descent (d r : Z) : (0 <= r)%Z -> (r * r < d < (r + 1) * (r + 1))%Z ->
  forall n p q : Z, (0 <= p)%Z -> (0 <= q < n)%Z -> (p * p = d * (q * q))%Z -> q = 0%Z.
Proof.
  intros R D n. destruct (Z.le_gt_cases 0 n) as [N |]; [| lia]. revert n N.
  apply (natlike_ind (fun n => forall p q : Z, (0 <= p)%Z -> (0 <= q < n)%Z -> (p * p = d * (q * q))%Z -> q = 0%Z));
    [lia |].
  intros n N IH p q P Qn E. destruct (Z.eq_dec q 0) as [| Q0]; [assumption | exfalso].
  assert (L : (r * q < p)%Z) by nia. assert (U : (p < (r + 1) * q)%Z) by nia.
  assert (X : (p - r * q = 0)%Z); [| lia].
  apply (IH (d * q - r * p)%Z (p - r * q)%Z); [nia | lia |]. nia.
Qed.

Lemma no_root (d r : Z) : (0 <= r)%Z -> (r * r < d < (r + 1) * (r + 1))%Z ->
  forall a b : Q, a * a == inject_Z d * (b * b) -> b == 0.
Proof.
  intros R D [p q] [s t]. unfold Qeq. cbn [Qmult Qnum Qden inject_Z]. intros E.
  assert (X : (Z.abs (s * Z.pos q) = 0)%Z); [| nia].
  apply (descent d r R D (Z.abs (s * Z.pos q) + 1) (Z.abs (p * Z.pos t))); [lia | lia |].
  rewrite <- !Z.abs_mul, !Z.abs_eq by nia. rewrite ?Pos2Z.inj_mul in E. lia.
Qed.

Section Field.
Variable d : Q.
Hypothesis d_positive : 0 < d.
Hypothesis no_square : forall a b : Q, a * a == d * (b * b) -> b == 0.

Definition pair : Type := (Q * Q)%type.
Definition same (x y : pair) : Prop := fst x == fst y /\ snd x == snd y.
Definition plus (x y : pair) : pair := (fst x + fst y, snd x + snd y).
Definition times (x y : pair) : pair := (fst x * fst y + d * (snd x * snd y), fst x * snd y + snd x * fst y).
Definition opposite (x : pair) : pair := (- fst x, - snd x).
Definition minus (x y : pair) : pair := (fst x - fst y, snd x - snd y).
Definition norm (x : pair) : Q := fst x * fst x - d * (snd x * snd x).
Definition inverse (x : pair) : pair := (fst x / norm x, - snd x / norm x).
Definition nonneg (a b : Q) : Prop := (0 <= a /\ d * (b * b) <= a * a) \/ (0 <= b /\ a * a <= d * (b * b)).
Definition le (x y : pair) : Prop := nonneg (fst y - fst x) (snd y - snd x).
Definition lt (x y : pair) : Prop := le x y /\ ~ same x y.

#[local] Instance nonneg_proper : Proper (Qeq ==> Qeq ==> iff) nonneg.
Proof. intros a a' E b b' F. unfold nonneg. rewrite E, F. reflexivity. Qed.

Lemma norm_zero a b : a * a == d * (b * b) -> a == 0 /\ b == 0.
Proof. intros E. pose proof (no_square a b E) as B. rewrite B in E. split; [nra | exact B]. Qed.

Lemma norm_zero2 a b : a * a - d * (b * b) == 0 -> a == 0 /\ b == 0.
Proof. intros E. apply norm_zero. lra. Qed.

Lemma square_le (a b : Q) : 0 <= b -> a * a <= b * b -> a <= b.
Proof. intros. nra. Qed.

Lemma nonneg_times a b c e : nonneg a b -> nonneg c e -> nonneg (a * c + d * (b * e)) (a * e + b * c).
Proof.
  assert (N : (a * c + d * (b * e)) * (a * c + d * (b * e)) - d * ((a * e + b * c) * (a * e + b * c)) ==
    (a * a - d * (b * b)) * (c * c - d * (e * e))) by ring.
  assert (d0 : 0 <= d) by lra. pose proof (Qmult_le_0_compat _ _ d0 (ltac:(nra) : 0 <= b * b)) as Db.
  pose proof (Qmult_le_0_compat _ _ d0 (ltac:(nra) : 0 <= e * e)) as De.
  intros [[A X] | [B X]] [[C Y] | [E Y]].
  - left. pose proof (Qmult_le_0_compat _ _ (ltac:(lra) : 0 <= a * a - d * (b * b)) (ltac:(lra)
    : 0 <= c * c - d * (e * e))).
    split; [| lra]. pose proof (Qmult_le_0_compat _ _ A C) as AC.
    assert (- (d * (b * e)) <= a * c); [| lra]. apply square_le; [exact AC |].
    assert (0 <= (a * a - d * (b * b)) * (c * c)) by (apply Qmult_le_0_compat; nra).
    assert (0 <= d * (b * b) * (c * c - d * (e * e))) by (apply Qmult_le_0_compat; nra). nra.
  - right. pose proof (Qmult_le_0_compat _ _ (ltac:(lra) : 0 <= a * a - d * (b * b)) (ltac:(lra) : 0 <= d * (e * e)
    - c * c)).
    split; [| lra]. pose proof (Qmult_le_0_compat _ _ A E) as AE.
    assert (- (b * c) <= a * e); [| lra]. apply square_le; [exact AE |].
    assert (0 <= (a * a - d * (b * b)) * (e * e)) by (apply Qmult_le_0_compat; nra).
    assert (0 <= b * b * (d * (e * e) - c * c)) by (apply Qmult_le_0_compat; nra). nra.
  - right. pose proof (Qmult_le_0_compat _ _ (ltac:(lra) : 0 <= d * (b * b) - a * a) (ltac:(lra)
    : 0 <= c * c - d * (e * e))).
    split; [| lra]. pose proof (Qmult_le_0_compat _ _ B C) as BC.
    assert (- (a * e) <= b * c); [| lra]. apply square_le; [exact BC |].
    assert (0 <= (d * (b * b) - a * a) * (e * e)) by (apply Qmult_le_0_compat; nra).
    assert (0 <= b * b * (c * c - d * (e * e))) by (apply Qmult_le_0_compat; nra). nra.
  - left. pose proof (Qmult_le_0_compat _ _ (ltac:(lra) : 0 <= d * (b * b) - a * a) (ltac:(lra) : 0 <= d * (e * e)
    - c * c)).
    split; [| lra]. pose proof (Qmult_le_0_compat _ _ d0 (Qmult_le_0_compat _ _ B E)) as BE.
    assert (- (a * c) <= d * (b * e)); [| lra]. apply square_le; [exact BE |].
    assert (0 <= (d * (b * b) - a * a) * (c * c)) by (apply Qmult_le_0_compat; nra).
    assert (0 <= d * (b * b) * (d * (e * e) - c * c)) by (apply Qmult_le_0_compat; nra). nra.
Qed.

(** Totality, and only 0 has both signs. *)
Lemma nonneg_total a b : nonneg a b \/ nonneg (- a) (- b).
Proof.
  assert (S1 : - a * - a == a * a) by ring. assert (S2 : - b * - b == b * b) by ring. unfold nonneg. rewrite S1, S2.
  destruct (Qlt_le_dec (a * a) (d * (b * b))), (Qlt_le_dec a 0), (Qlt_le_dec b 0); first [left; left; lra | left;
    right; lra | right; left; lra | right; right; lra].
Qed.
Lemma nonneg_antisym a b : nonneg a b -> nonneg (- a) (- b) -> a == 0 /\ b == 0.
Proof.
  assert (S1 : - a * - a == a * a) by ring. assert (S2 : - b * - b == b * b) by ring. unfold nonneg. rewrite S1, S2.
  intros [[A X] | [B X]] [[C Y] | [E Y]]; try (apply norm_zero; lra).
  - assert (Z : a == 0) by lra. apply norm_zero. rewrite Z in *.
  assert (0 <= d * (b * b)) by (apply Qmult_le_0_compat; nra). lra.
  - assert (Z : b == 0) by lra. apply norm_zero. rewrite Z in *. nra.
Qed.

(** The one is larger than its conjugate's opposite, the other smaller. *)
Lemma divides (p x y : Q) : 0 < p -> p * x <= p * y -> x <= y.
Proof. intros. nra. Qed.

Lemma nonneg_mixed a b c e : 0 <= a -> d * (b * b) <= a * a -> 0 <= e -> c * c <= d * (e * e) -> nonneg (a + c) (b + e).
Proof.
  intros A X E Y. assert (d0 : 0 <= d) by lra.
  assert (N : (d * ((b + e) * (b + e)) <= (a + c) * (a + c)) \/ ((a + c) * (a + c) < d * ((b + e) * (b + e)))).
  { destruct (Qlt_le_dec ((a + c) * (a + c)) (d * ((b + e) * (b + e)))); [right | left]; assumption. }
  destruct (Qlt_le_dec (a + c) 0) as [AC | AC], (Qlt_le_dec (b + e) 0) as [BE | BE].
  - exfalso. assert (e * e < b * b) by nra. assert (a * a < c * c) by nra.
    assert (0 <= d * (b * b - e * e)) by (apply Qmult_le_0_compat; lra). lra.
  - right. split; [exact BE |]. destruct (Qlt_le_dec b 0) as [B | B].
    + assert (P : - b * - c <= a * e).
      { apply square_le; [apply Qmult_le_0_compat; assumption |].
        assert (0 <= (a * a - d * (b * b)) * (e * e)) by (apply Qmult_le_0_compat; nra).
        assert (0 <= b * b * (d * (e * e) - c * c)) by (apply Qmult_le_0_compat; nra). nra. }
      assert (G : e * (- (a + c)) <= - c * (b + e)) by lra.
      assert (G2 : e * (- (a + c)) * (e * (- (a + c))) <= - c * (b + e) * (- c * (b + e))).
      { assert (0 <= e * (- (a + c))) by (apply Qmult_le_0_compat; lra). nra. }
      apply (divides (e * e)); [nra |].
      assert (0 <= (d * (e * e) - c * c) * ((b + e) * (b + e))) by (apply Qmult_le_0_compat; nra). lra.
    + assert ((a + c) * (a + c) <= c * c) by nra.
      assert (0 <= d * (b * (b + 2 * e))) by (repeat apply Qmult_le_0_compat; lra). lra.
  - left. split; [exact AC |]. destruct (Qlt_le_dec c 0) as [C | C].
    + assert (P : - b * - c <= a * e).
      { apply square_le; [apply Qmult_le_0_compat; assumption |].
        assert (0 <= (a * a - d * (b * b)) * (e * e)) by (apply Qmult_le_0_compat; nra).
        assert (0 <= b * b * (d * (e * e) - c * c)) by (apply Qmult_le_0_compat; nra). nra. }
      assert (G : a * (- (b + e)) <= - b * (a + c)) by lra.
      assert (G0 : 0 <= a * (- (b + e))) by (apply Qmult_le_0_compat; lra).
      assert (G2 : a * (- (b + e)) * (a * (- (b + e))) <= - b * (a + c) * (- b * (a + c))) by nra.
      apply (divides (b * b)); [nra |].
      assert (0 <= (a * a - d * (b * b)) * ((b + e) * (b + e))) by (apply Qmult_le_0_compat; nra). lra.
    + assert (S : (b + e) * (b + e) <= b * b) by nra.
      assert (0 <= d * (b * b - (b + e) * (b + e))) by (apply Qmult_le_0_compat; lra).
      assert (a * a <= (a + c) * (a + c)) by nra. lra.
  - destruct N; [left | right]; split; lra.
Qed.

Lemma nonneg_plus a b c e : nonneg a b -> nonneg c e -> nonneg (a + c) (b + e).
Proof.
  assert (d0 : 0 <= d) by lra. pose proof (Qmult_le_0_compat _ _ d0 (ltac:(nra) : 0 <= b * b)) as Db.
  pose proof (Qmult_le_0_compat _ _ d0 (ltac:(nra) : 0 <= e * e)) as De.
  intros [[A X] | [B X]] [[C Y] | [E Y]].
  - left. split; [lra |]. assert (d * (b * e) <= a * c); [| lra].
    apply square_le; [apply Qmult_le_0_compat; assumption |].
    assert (0 <= (a * a - d * (b * b)) * (c * c)) by (apply Qmult_le_0_compat; nra).
    assert (0 <= d * (b * b) * (c * c - d * (e * e))) by (apply Qmult_le_0_compat; lra). lra.
  - apply nonneg_mixed; assumption.
  - rewrite (Qplus_comm a c), (Qplus_comm b e). apply nonneg_mixed; assumption.
  - right. split; [lra |]. assert (a * c <= d * (b * e)); [| lra].
    apply square_le; [repeat apply Qmult_le_0_compat; assumption |].
    assert (0 <= (d * (b * b) - a * a) * (c * c)) by (apply Qmult_le_0_compat; nra).
    assert (0 <= d * (b * b) * (d * (e * e) - c * c)) by (apply Qmult_le_0_compat; lra). lra.
Qed.

Definition decide (a b : Q) : {nonneg a b} + {~ nonneg a b}.
Proof.
  destruct (Qlt_le_dec (a * a) (d * (b * b))) as [L | L].
  - destruct (Qlt_le_dec b 0) as [B | B]; [right; intros [[_ H] | [H _]]; lra | left; right; lra].
  - destruct (Qlt_le_dec a 0) as [A | A]; [| left; left; lra].
    destruct (Qlt_le_dec (d * (b * b)) (a * a)) as [G | G]; [right; intros [[H _] | [_ H]]; lra |].
    destruct (Qlt_le_dec b 0) as [B | B]; [right; intros [[H _] | [H _]]; lra | left; right; lra].
Defined.

Definition root_field : ordered_field.
Proof.
  refine {| carrier := pair; fzero := (0, 0); fone := (1, 0); fadd := plus; fmul := times; fsub := minus;
    fopp := opposite;
    finv := inverse; feq := same; fleq := le; flt := lt |}.
  - assert (Id : forall x y : pair, same x y <-> (fst x == fst y /\ snd x == snd y)) by (intros; reflexivity).
    constructor.
    + constructor; unfold same; repeat intro; intuition (try reflexivity; try (symmetry; assumption); etransitivity;
      eassumption).
    + intros x x' [E1 E2] y y' [F1 F2]. split; simpl; [rewrite E1, F1 | rewrite E2, F2]; reflexivity.
    + intros x x' [E1 E2] y y' [F1 F2]. split; simpl; rewrite E1, E2, F1, F2; reflexivity.
    + intros x x' [E1 E2]. split; simpl; [rewrite E1 | rewrite E2]; reflexivity.
    + intros x x' [E1 E2] y y' [F1 F2]. unfold le. rewrite E1, E2, F1, F2. reflexivity.
    + intros x x' [E1 E2] y y' [F1 F2]. unfold lt, le, same. rewrite E1, E2, F1, F2. reflexivity.
    + constructor; intros; split; simpl; ring.
    + intros x. unfold le. left. assert (Z : fst x - fst x == 0) by ring. assert (Z' : snd x - snd x == 0) by ring.
      rewrite Z, Z'. lra.
    + intros x y H G. unfold le in *. destruct (nonneg_antisym _ _ H) as [Z Z'].
      * assert (S1 : - (fst y - fst x) == fst x - fst y) by ring.
      assert (S2 : - (snd y - snd x) == snd x - snd y) by ring.
        rewrite S1, S2. exact G.
      * split; lra.
    + intros x y z H G. unfold le in *. pose proof (nonneg_plus _ _ _ _ H G) as P.
      assert (S1 : fst y - fst x + (fst z - fst y) == fst z - fst x) by ring.
      assert (S2 : snd y - snd x + (snd z - snd y) == snd z - snd x) by ring. rewrite S1, S2 in P. exact P.
    + intros x y. reflexivity.
    + intros x y. unfold lt, le, same. destruct (nonneg_total (fst y - fst x) (snd y - snd x)) as [H | H].
      * destruct (Qeq_dec (fst x) (fst y)), (Qeq_dec (snd x) (snd y)); tauto.
      * assert (S1 : - (fst y - fst x) == fst x - fst y) by ring.
      assert (S2 : - (snd y - snd x) == snd x - snd y) by ring.
        rewrite S1, S2 in H. destruct (Qeq_dec (fst x) (fst y)), (Qeq_dec (snd x) (snd y)); try tauto;
          right; right; (split; [exact H |]); intros [Z Z']; apply n; symmetry; assumption.
    + intros x y z H. unfold le in *. simpl. assert (S1 : fst z + fst y - (fst z + fst x) == fst y - fst x) by ring.
      assert (S2 : snd z + snd y - (snd z + snd x) == snd y - snd x) by ring. rewrite S1, S2. exact H.
    + intros x y [H H'] [G G']. unfold lt, le, same in *. simpl in *.
      assert (S0 : forall q : Q, q - 0 == q) by (intros; ring). rewrite !S0 in *.
      split; [apply nonneg_times; assumption |]. intros [Z Z'].
      assert (M : norm x * norm y == 0).
      { transitivity ((fst x * fst y + d * (snd x * snd y)) * (fst x * fst y + d * (snd x * snd y)) -
          d * ((fst x * snd y + snd x * fst y) * (fst x * snd y + snd x * fst y))); [unfold norm; ring |].
        rewrite <- Z, <- Z'. ring. }
      destruct (Qmult_integral _ _ M) as [W | W]; unfold norm in W;
        [apply H' | apply G']; apply norm_zero2 in W as [W1 W2];
        (split; symmetry; [exact W1 | exact W2]).
    + intros [Z _]. simpl in Z. discriminate Z.
  - intros x y [E1 E2]. unfold inverse, norm. split; simpl; rewrite E1, E2; reflexivity.
  - intros x H. assert (M : ~ norm x == 0).
    { intros Z. apply H. unfold norm in Z. destruct (norm_zero (fst x) (snd x)) as [W1 W2]; [lra |].
    split; assumption. }
    unfold inverse. split; simpl; unfold Qdiv.
    + transitivity (norm x * / norm x); [unfold norm; ring | apply Qmult_inv_r, M].
    + ring.
  - intros x y. destruct (decide (fst x - fst y) (snd x - snd y)) as [H | H]; [right; exact H | left].
    destruct (nonneg_total (fst x - fst y) (snd x - snd y)) as [G | G]; [contradiction |].
    assert (S1 : - (fst x - fst y) == fst y - fst x) by ring. assert (S2 : - (snd x - snd y) == snd y - snd x) by ring.
    rewrite S1, S2 in G. split; [exact G |]. intros [Z Z']. apply H. left.
    assert (T1 : fst x - fst y == 0) by lra. assert (T2 : snd x - snd y == 0) by lra. rewrite T1, T2. lra.
Defined.
End Field.

(** ** Comparisons by computing, in any field *)

Open Scope field_scope.
Section Computing.
Context {K : ordered_field}.
Implicit Types x y : K.
Definition less x y : bool := if lt_le_dec x y then true else false.
Lemma lt_computes x y : less x y = true -> x < y.
Proof. unfold less. destruct (lt_le_dec x y); [auto | discriminate]. Qed.
Lemma le_computes x y : less y x = false -> x <= y.
Proof. unfold less. destruct (lt_le_dec y x); [discriminate | auto]. Qed.
Lemma not_lt x y : x < y -> less x y = false -> False.
Proof. intros L H. apply le_computes in H. apply le_not_lt in H. contradiction. Qed.
Lemma not_le x y : x <= y -> less y x = true -> False.
Proof. intros L H. apply lt_computes in H. apply lt_not_le in H. contradiction. Qed.
End Computing.

(** Q (sqrt 7), Q (sqrt 15) and Q (sqrt 7903) *)
Definition root_of (d r : Z) (P : (0 < inject_Z d)%Q) (R : (0 <= r)%Z) (D : (r * r < d < (r + 1) * (r + 1))%Z)
  : ordered_field :=
  root_field (inject_Z d) P (no_root d r R D).
Definition root_7 : ordered_field := root_of 7 2 eq_refl ltac:(lia) ltac:(lia).
Definition root_15 : ordered_field := root_of 15 3 eq_refl ltac:(lia) ltac:(lia).
Definition root_7903 : ordered_field := root_of 7903 88 eq_refl ltac:(lia) ltac:(lia).
