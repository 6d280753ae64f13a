(** * To every ordered field a root can be added: K(sqrt d) for d > 0

    An element is a pair (a, b) that stands for a + b sqrt d.  It is nonnegative if the larger one of the two terms is:
    a >= 0 and d b^2 <= a^2, or b >= 0 and a^2 <= d b^2 ([nonneg]).  Nobody need know whether d has a root in K: if it
    has, pairs that differ may be equal.

    Idea.  a^2 - d b^2 is multiplicative, which gives products; sums by Cauchy–Schwarz.  The rest is algebra. *)

From Coq Require Import ZArith QArith Lia Setoid Morphisms OrderedRing Ring_theory.
From Barriers Require Import OrderedFields LinearSystems Lengths.
Open Scope field_scope.

Section Adjoined.
Context {K : ordered_field}.
Variable d : K.
Hypothesis d_positive : 0 < d.
Add Field K_f : (K_field K) (morphism (of_Q_morph K), constants [f_cst], setoid (K_setoid K) (K_ext K)).

Definition surd : Type := (carrier K * carrier K)%type.
Implicit Types (x y z : surd) (a b c e u v : K).

Definition surd_add x y : surd := (fst x + fst y, snd x + snd y).
Definition surd_opp x : surd := (- fst x, - snd x).
Definition surd_sub x y : surd := (fst x - fst y, snd x - snd y).
Definition surd_mul x y : surd := (fst x * fst y + d * (snd x * snd y), fst x * snd y + snd x * fst y).
Definition surd_of a : surd := (a, 0).

Definition nonneg x : Prop :=
  (0 <= fst x /\ d * (snd x * snd x) <= fst x * fst x) \/ (0 <= snd x /\ fst x * fst x <= d * (snd x * snd x)).

(** ** Signs *)

Lemma nonneg_same x y : fst x == fst y -> snd x == snd y -> nonneg x -> nonneg y.
Proof. intros E F. unfold nonneg. rewrite E, F. trivial. Qed.

Lemma within_square u v : 0 <= v -> u * u <= v * v -> - v <= u <= v.
Proof.
  intros V L. split; [|apply square_le_cancel; assumption].
  assert (- u <= v) by (apply square_le_cancel; [exact V|fra]). fra.
Qed.

Lemma nonneg_total x : nonneg x \/ nonneg (surd_opp x).
Proof.
  destruct x as [a b]. unfold nonneg, surd_opp. cbn [fst snd]. destruct (lt_le_dec (a * a) (d * (b * b))) as [L|L].
  - destruct (lt_le_dec b 0) as [B|B]; [right|left]; right; split; fra.
  - destruct (lt_le_dec a 0) as [A|A]; [right|left]; left; split; fra.
Qed.

Lemma le_decided a b : {a <= b} + {~ a <= b}.
Proof. destruct (lt_le_dec b a) as [L|L]; [right; apply lt_not_le, L|left; exact L]. Defined.

Definition nonneg_decided x : {nonneg x} + {~ nonneg x}.
Proof.
  unfold nonneg. destruct (le_decided 0 (fst x)), (le_decided (d * (snd x * snd x)) (fst x * fst x)),
    (le_decided 0 (snd x)), (le_decided (fst x * fst x) (d * (snd x * snd x))); (left; tauto) || (right; tauto).
Defined.

(** ** Products *)

Lemma product_of_squares u v a b : 0 <= u -> u <= a -> 0 <= v -> v <= b -> u * v <= a * b.
Proof.
  intros U A V B. assert (0 <= (a - u) * v) by (apply mult_nonneg; fra).
  assert (0 <= a * (b - v)) by (apply mult_nonneg; fra). fra.
Qed.

Lemma square_d b : 0 <= d * (b * b).
Proof. apply mult_nonneg; [fra|apply square_nonneg]. Qed.

Lemma norm_product a b c e : (a * c + d * (b * e)) * (a * c + d * (b * e)) - d * ((a * e + b * c) * (a * e + b * c)) ==
  (a * a - d * (b * b)) * (c * c - d * (e * e)).
Proof. ring. Qed.

Lemma nonneg_mul x y : nonneg x -> nonneg y -> nonneg (surd_mul x y).
Proof.
  destruct x as [a b], y as [c e]. unfold nonneg, surd_mul. cbn [fst snd].
  pose proof (norm_product a b c e) as M. pose proof (square_d b) as Db. pose proof (square_d e) as De.
  pose proof (square_nonneg a) as Sa. pose proof (square_nonneg c) as Sc.
  intros [[A X]|[A X]] [[C Y]|[C Y]].
  - left. assert (P : 0 <= (a * a - d * (b * b)) * (c * c - d * (e * e))) by (apply mult_nonneg; fra). split; [|fra].
    pose proof (product_of_squares _ _ _ _ Db X De Y) as L.
    destruct (within_square (d * (b * e)) (a * c)) as [W _]; [apply mult_nonneg; assumption|fra|fra].
  - right. assert (P : 0 <= (a * a - d * (b * b)) * (d * (e * e) - c * c)) by (apply mult_nonneg; fra). split; [|fra].
    pose proof (product_of_squares _ _ _ _ Db X Sc Y) as L.
    destruct (within_square (b * c) (a * e)) as [W _]; [apply mult_nonneg; assumption| |fra].
    apply (mult_le_cancel _ _ d d_positive). fra.
  - right. assert (P : 0 <= (d * (b * b) - a * a) * (c * c - d * (e * e))) by (apply mult_nonneg; fra). split; [|fra].
    pose proof (product_of_squares _ _ _ _ Sa X De Y) as L.
    destruct (within_square (a * e) (b * c)) as [W _]; [apply mult_nonneg; assumption| |fra].
    apply (mult_le_cancel _ _ d d_positive). fra.
  - left. assert (P : 0 <= (d * (b * b) - a * a) * (d * (e * e) - c * c)) by (apply mult_nonneg; fra). split; [|fra].
    pose proof (product_of_squares _ _ _ _ Sa X Sc Y) as L.
    destruct (within_square (a * c) (d * (b * e))) as [W _]; [|fra|fra].
    apply mult_nonneg; [fra|apply mult_nonneg; assumption].
Qed.

(** ** Sums *)

(** If both are of the first kind, or both of the second. *)
Lemma first_kind a b c e : 0 <= a -> d * (b * b) <= a * a -> 0 <= c -> d * (e * e) <= c * c -> d * (b * e) <= a * c.
Proof.
  intros A X C Y. pose proof (product_of_squares _ _ _ _ (square_d b) X (square_d e) Y) as L.
  destruct (within_square (d * (b * e)) (a * c)) as [_ W]; [apply mult_nonneg; assumption|fra|exact W].
Qed.
Lemma second_kind a b c e : 0 <= b -> a * a <= d * (b * b) -> 0 <= e -> c * c <= d * (e * e) -> a * c <= d * (b * e).
Proof.
  intros B X E Y. pose proof (product_of_squares _ _ _ _ (square_nonneg a) X (square_nonneg c) Y) as L.
  destruct (within_square (a * c) (d * (b * e))) as [_ W]; [|fra|exact W].
  apply mult_nonneg; [fra|apply mult_nonneg; assumption].
Qed.

(** One of each kind: where the sum has a negative term, the other one is larger. *)
Lemma both_kinds a b c e : 0 <= a -> d * (b * b) <= a * a -> 0 <= e -> c * c <= d * (e * e) ->
  nonneg (a + c, b + e).
Proof.
  intros A X E Y. unfold nonneg. cbn [fst snd].
  destruct (lt_le_dec (a + c) 0) as [N|N].
  - right. split.
    + apply le_not_lt. intros F. assert (Q : d * (e * e) < d * (b * b)).
      { assert (0 < d * ((- b - e) * (- b + e))) by (apply mult_positive; [exact d_positive|apply mult_positive; fra]).
        fra. }
      assert (0 < (- c - a) * (- c + a)) by (apply mult_positive; fra). fra.
    + apply le_not_lt. intros F.
      pose proof (first_kind a b (- (a + c)) (- (b + e)) A X ltac:(fra) ltac:(fra)) as W. fra.
  - destruct (lt_le_dec (b + e) 0) as [M|M].
    + left. split; [exact N|]. apply le_not_lt. intros F.
      pose proof (second_kind (- (a + c)) (- (b + e)) c e ltac:(fra) ltac:(fra) E Y) as W. fra.
    + destruct (lt_le_dec ((a + c) * (a + c)) (d * ((b + e) * (b + e)))) as [L|L]; [right|left]; split; fra.
Qed.

Lemma nonneg_add x y : nonneg x -> nonneg y -> nonneg (surd_add x y).
Proof.
  destruct x as [a b], y as [c e]. intros [[A X]|[A X]] [[C Y]|[C Y]]; unfold surd_add; cbn [fst snd] in *.
  - left. cbn [fst snd]. pose proof (first_kind a b c e A X C Y). split; fra.
  - apply both_kinds; assumption.
  - apply (nonneg_same (c + a, e + b)); cbn [fst snd]; [ring|ring|apply both_kinds; assumption].
  - right. cbn [fst snd]. pose proof (second_kind a b c e A X C Y). split; fra.
Qed.

(** ** Order and equality *)

Definition surd_le x y : Prop := nonneg (surd_sub y x).
Definition surd_eq x y : Prop := surd_le x y /\ surd_le y x.
Definition surd_lt x y : Prop := ~ surd_le y x.

Lemma zero_nonneg x : fst x == 0 -> snd x == 0 -> nonneg x.
Proof. intros E F. left. rewrite E, F. split; fra. Qed.
Lemma eq_of_parts x y : fst x == fst y -> snd x == snd y -> surd_eq x y.
Proof. intros E F. split; apply zero_nonneg; cbn [surd_sub fst snd]; (rewrite E || rewrite F); ring. Qed.

Ltac sum_of A B := refine (nonneg_same (surd_add _ _) _ _ _ (nonneg_add _ _ A B)); cbn [fst snd surd_add surd_sub
  surd_opp surd_mul]; ring.

Lemma surd_le_refl x : surd_le x x.
Proof. apply zero_nonneg; cbn [surd_sub fst snd]; ring. Qed.
Lemma surd_le_trans x y z : surd_le x y -> surd_le y z -> surd_le x z.
Proof. unfold surd_le. intros A B. sum_of A B. Qed.
Lemma surd_add_le x x' y y' : surd_le x x' -> surd_le y y' -> surd_le (surd_add x y) (surd_add x' y').
Proof. unfold surd_le. intros A B. sum_of A B. Qed.
Lemma surd_total x y : surd_le x y \/ surd_le y x.
Proof.
  destruct (nonneg_total (surd_sub y x)) as [H|H]; [left; exact H|right]. revert H.
  apply nonneg_same; cbn [surd_sub surd_opp fst snd]; ring.
Qed.
Lemma surd_opp_le x y : surd_le x y -> surd_le (surd_opp y) (surd_opp x).
Proof. unfold surd_le. apply nonneg_same; cbn [surd_sub surd_opp fst snd]; ring. Qed.

#[local] Instance surd_equivalence : Equivalence surd_eq.
Proof.
  split.
  - intros x. split; apply surd_le_refl.
  - intros x y [A B]. split; assumption.
  - intros x y z [A B] [C E]. split; eapply surd_le_trans; eassumption.
Qed.
#[local] Instance surd_le_proper : Proper (surd_eq ==> surd_eq ==> iff) surd_le.
Proof.
  intros x x' [A B] y y' [C E]. split; intros H.
  - exact (surd_le_trans _ _ _ B (surd_le_trans _ _ _ H C)).
  - exact (surd_le_trans _ _ _ A (surd_le_trans _ _ _ H E)).
Qed.
#[local] Instance surd_lt_proper : Proper (surd_eq ==> surd_eq ==> iff) surd_lt.
Proof. intros x x' A y y' B. unfold surd_lt. rewrite A, B. reflexivity. Qed.
#[local] Instance surd_add_proper : Proper (surd_eq ==> surd_eq ==> surd_eq) surd_add.
Proof. intros x x' [A B] y y' [C E]. split; apply surd_add_le; assumption. Qed.
#[local] Instance surd_opp_proper : Proper (surd_eq ==> surd_eq) surd_opp.
Proof. intros x x' [A B]. split; apply surd_opp_le; assumption. Qed.

(** A product with zero is zero. *)
Definition surd_zero : surd := (0, 0).
Definition surd_one : surd := (1, 0).
Lemma nonneg_le x : nonneg x <-> surd_le surd_zero x.
Proof. split; apply nonneg_same; cbn [surd_sub surd_zero fst snd]; ring. Qed.
Lemma opp_le x : nonneg (surd_opp x) <-> surd_le x surd_zero.
Proof. split; apply nonneg_same; cbn [surd_sub surd_opp surd_zero fst snd]; ring. Qed.
Lemma zero_times x z : surd_eq z surd_zero -> surd_eq (surd_mul x z) surd_zero.
Proof.
  intros [A B]. apply (proj2 (opp_le _)) in A. apply (proj2 (nonneg_le _)) in B.
  split; [apply (proj1 (opp_le _))|apply (proj1 (nonneg_le _))].
  - destruct (nonneg_total x) as [X|X]; [generalize (nonneg_mul _ _ X A)|generalize (nonneg_mul _ _ X B)];
      apply nonneg_same; cbn [surd_mul surd_opp fst snd]; ring.
  - destruct (nonneg_total x) as [X|X]; [generalize (nonneg_mul _ _ X B)|generalize (nonneg_mul _ _ X A)];
      apply nonneg_same; cbn [surd_mul surd_opp fst snd]; ring.
Qed.
Lemma eq_difference x y : surd_eq x y <-> surd_eq (surd_sub x y) surd_zero.
Proof.
  split; intros [A B]; split; [generalize A|generalize B|generalize A|generalize B];
    apply nonneg_same; cbn [surd_sub surd_zero fst snd]; ring.
Qed.
#[local] Instance surd_mul_proper : Proper (surd_eq ==> surd_eq ==> surd_eq) surd_mul.
Proof.
  intros x x' A y y' B. apply eq_difference.
  assert (E : surd_eq (surd_sub (surd_mul x y) (surd_mul x' y'))
    (surd_add (surd_mul x (surd_sub y y')) (surd_mul y' (surd_sub x x')))).
  { apply eq_of_parts; cbn [surd_add surd_mul surd_sub fst snd]; ring. }
  rewrite E, (zero_times x _ (proj1 (eq_difference _ _) B)), (zero_times y' _ (proj1 (eq_difference _ _) A)).
  apply eq_of_parts; cbn [surd_add surd_zero fst snd]; ring.
Qed.

Lemma surd_ring : ring_theory surd_zero surd_one surd_add surd_mul surd_sub surd_opp surd_eq.
Proof.
  constructor; intros; apply eq_of_parts;
    cbn [surd_add surd_mul surd_sub surd_opp surd_zero surd_one fst snd]; ring.
Qed.

(** ** Inverses *)

Definition surd_zero_decided x : {surd_eq x surd_zero} + {~ surd_eq x surd_zero}.
Proof.
  destruct (nonneg_decided (surd_sub surd_zero x)) as [A|A]; [|right; intros [B _]; exact (A B)].
  destruct (nonneg_decided (surd_sub x surd_zero)) as [B|B]; [left; split; assumption|right; intros [_ C]; exact (B C)].
Defined.

Definition surd_inv x : surd :=
  if surd_zero_decided x then surd_zero
  else let n := fst x * fst x - d * (snd x * snd x) in
    if eq_dec n 0 then (/ ($2 * fst x), 0) else (fst x * / n, - snd x * / n).

(** Where the norm vanishes, both terms have the same sign or the sum is zero. *)
Lemma same_signs a b : a * a - d * (b * b) == 0 -> ~ surd_eq (a, b) surd_zero ->
  (0 < a /\ 0 < b) \/ (a < 0 /\ b < 0).
Proof.
  intros N Z. assert (G : forall x, fst x * fst x == d * (snd x * snd x) -> 0 <= fst x \/ 0 <= snd x -> nonneg x).
  { intros x E [H|H]; [left|right]; split; fra. }
  assert (C : (0 <= a \/ 0 <= b) -> (a <= 0 \/ b <= 0) -> False).
  { intros P M. apply Z. split; [apply (proj1 (opp_le _))|apply (proj1 (nonneg_le _))]; apply G;
      cbn [surd_opp fst snd].
    - fra.
    - destruct M; [left|right]; fra.
    - fra.
    - exact P. }
  destruct (lt_le_dec 0 a) as [A|A], (lt_le_dec 0 b) as [B|B].
  - left. split; assumption.
  - exfalso. apply C; [left; fra|right; exact B].
  - exfalso. apply C; [right; fra|left; exact A].
  - destruct (lt_le_dec a 0) as [A'|A']; [|exfalso; apply C; [left; exact A'|left; exact A]].
    destruct (lt_le_dec b 0) as [B'|B']; [|exfalso; apply C; [right; exact B'|right; exact B]].
    right. split; assumption.
Qed.

Lemma surd_inv_left x : ~ surd_eq x surd_zero -> surd_eq (surd_mul (surd_inv x) x) surd_one.
Proof.
  intros Z. unfold surd_inv. destruct (surd_zero_decided x) as [C|_]; [contradiction|]. cbv zeta.
  destruct x as [a b]. cbn [fst snd]. destruct (eq_dec _ 0) as [N|N].
  - pose proof (same_signs a b N Z) as S.
    assert (A : ~ $2 * a == 0) by (intros E; destruct S; fra).
    pose proof (mult_inv_r ($2 * a) A) as I. set (i := / ($2 * a)) in *.
    assert (B : 0 <= i * b).
    { assert (Sq : 0 <= i * i) by apply square_nonneg. assert (0 <= i * i * (a * b)).
      { apply mult_nonneg; [exact Sq|]. destruct S as [[S1 S2]|[S1 S2]];
          [apply mult_nonneg; fra|]. assert (0 <= - a * - b) by (apply mult_nonneg; fra). fra. }
      assert (E : $2 * (i * i * (a * b)) == $2 * a * i * (i * b)) by ring. rewrite I in E. fra. }
    assert (Q : d * (i * b * (i * b)) == $(1 # 4)).
    { transitivity (i * i * (d * (b * b))); [ring|]. transitivity (i * i * (a * a)).
      - apply fmul_proper; [reflexivity|fra].
      - transitivity ($(1 # 4) * (($2 * a * i) * ($2 * a * i))); [ring|rewrite I; ring]. }
    assert (H : i * a == $(1 # 2)) by (transitivity ($(1 # 2) * ($2 * a * i)); [ring|rewrite I; ring]).
    split; unfold surd_le, nonneg; cbn [surd_sub surd_mul surd_one fst snd].
    + left. assert (E1 : 1 - (i * a + d * (0 * b)) == $(1 # 2)) by (transitivity (1 - i * a); [ring|rewrite H; fra]).
      assert (E2 : d * ((0 - (i * b + 0 * a)) * (0 - (i * b + 0 * a))) == $(1 # 4))
        by (transitivity (d * (i * b * (i * b))); [ring|exact Q]).
      rewrite E1, E2. split; fra.
    + right. assert (E1 : i * a + d * (0 * b) - 1 == - $(1 # 2)) by (transitivity (i * a - 1); [ring|rewrite H; fra]).
      assert (E2 : d * ((i * b + 0 * a - 0) * (i * b + 0 * a - 0)) == $(1 # 4))
        by (transitivity (d * (i * b * (i * b))); [ring|exact Q]).
      rewrite E1, E2. split; fra.
  - pose proof (mult_inv_r _ N) as I. set (n := a * a - d * (b * b)) in *. set (i := / n) in *.
    apply eq_of_parts; cbn [surd_mul surd_one fst snd]; [|ring].
    transitivity (n * i); [unfold n; ring|exact I].
Qed.

Add Ring surd_r : surd_ring.

Lemma surd_inv_same x y : surd_eq x y -> surd_eq (surd_inv x) (surd_inv y).
Proof.
  intros E. destruct (surd_zero_decided x) as [X|X].
  - assert (Y : surd_eq y surd_zero) by (rewrite <- E; exact X). unfold surd_inv.
    destruct (surd_zero_decided x), (surd_zero_decided y); try contradiction. reflexivity.
  - assert (Y : ~ surd_eq y surd_zero) by (rewrite <- E; exact X).
    pose proof (surd_inv_left x X) as I. pose proof (surd_inv_left y Y) as J.
    transitivity (surd_mul (surd_mul (surd_inv y) y) (surd_inv x)); [rewrite J; ring|].
    transitivity (surd_mul (surd_mul (surd_inv y) x) (surd_inv x)).
    + apply surd_mul_proper; [apply surd_mul_proper; [reflexivity|symmetry; exact E]|reflexivity].
    + transitivity (surd_mul (surd_mul (surd_inv x) x) (surd_inv y)); [ring|rewrite I; ring].
Qed.

(** ** The ordered field *)

Lemma minus_one : ~ nonneg (surd_opp surd_one).
Proof. unfold nonneg. cbn [surd_opp surd_one fst snd]. intros [[A _]|[_ B]]; fra. Qed.

Lemma surd_positive_product x y : surd_lt surd_zero x -> surd_lt surd_zero y -> surd_lt surd_zero (surd_mul x y).
Proof.
  unfold surd_lt. intros X Y N. assert (P : ~ surd_eq x surd_zero) by (intros [E _]; exact (X E)).
  assert (X0 : nonneg x).
  { destruct (nonneg_total x) as [H|H]; [exact H|apply (proj1 (opp_le _)) in H; contradiction]. }
  pose proof (surd_inv_left x P) as I.
  assert (I0 : nonneg (surd_inv x)).
  { destruct (nonneg_total (surd_inv x)) as [H|H]; [exact H|exfalso]. apply minus_one, (proj2 (opp_le _)). rewrite <- I.
    apply (proj1 (opp_le _)). generalize (nonneg_mul _ _ H X0).
    apply nonneg_same; cbn [surd_mul surd_opp fst snd]; ring. }
  apply Y. apply (proj2 (opp_le _)) in N. pose proof (nonneg_mul _ _ I0 N) as M.
  assert (E : surd_eq y (surd_mul (surd_inv x) (surd_mul x y))).
  { transitivity (surd_mul (surd_mul (surd_inv x) x) y); [rewrite I; ring|ring]. }
  rewrite E. apply (proj1 (opp_le _)). revert M. apply nonneg_same; cbn [surd_mul surd_opp fst snd]; ring.
Qed.

Lemma surd_ordered : SOR surd_zero surd_one surd_add surd_mul surd_sub surd_opp surd_eq surd_le surd_lt.
Proof.
  constructor.
  - exact surd_equivalence.
  - exact surd_add_proper.
  - exact surd_mul_proper.
  - exact surd_opp_proper.
  - exact surd_le_proper.
  - exact surd_lt_proper.
  - exact surd_ring.
  - exact surd_le_refl.
  - intros x y A B. split; assumption.
  - exact surd_le_trans.
  - intros x y. unfold surd_lt. split.
    + intros H. split; [destruct (surd_total x y); [assumption|contradiction]|intros [_ E]; exact (H E)].
    + intros [A B] C. apply B. split; assumption.
  - intros x y. unfold surd_lt. destruct (nonneg_decided (surd_sub y x)) as [A|A]; [|right; right; exact A].
    destruct (nonneg_decided (surd_sub x y)) as [B|B]; [right; left; split; assumption|left; exact B].
  - intros x y z H. apply surd_add_le; [apply surd_le_refl|exact H].
  - exact surd_positive_product.
  - intros [_ E]. apply minus_one. revert E.
    apply nonneg_same; cbn [surd_sub surd_opp surd_zero surd_one fst snd]; ring.
Qed.

Definition surd_lt_le_dec x y : {surd_lt x y} + {surd_le y x}.
Proof. destruct (nonneg_decided (surd_sub x y)) as [A|A]; [right; exact A|left; exact A]. Defined.

Definition with_root : ordered_field :=
  {| carrier := surd; fzero := surd_zero; fone := surd_one; fadd := surd_add; fmul := surd_mul; fsub := surd_sub;
     fopp := surd_opp; finv := surd_inv; feq := surd_eq; fleq := surd_le; flt := surd_lt;
     ordered_ring := surd_ordered; finv_same := surd_inv_same; finv_left := surd_inv_left;
     lt_le_dec := surd_lt_le_dec |}.

Lemma surd_of_add a b : surd_eq (surd_of (a + b)) (surd_add (surd_of a) (surd_of b)).
Proof. apply eq_of_parts; cbn [surd_add surd_of fst snd]; ring. Qed.
Lemma surd_of_mul a b : surd_eq (surd_of (a * b)) (surd_mul (surd_of a) (surd_of b)).
Proof. apply eq_of_parts; cbn [surd_mul surd_of fst snd]; ring. Qed.
Lemma surd_of_le a b : a <= b <-> surd_le (surd_of a) (surd_of b).
Proof.
  unfold surd_le, nonneg. cbn [surd_sub surd_of fst snd]. split.
  - intros L. left. split; [fra|]. pose proof (square_nonneg (b - a)). fra.
  - intros [[L _]|[_ L]]; [fra|]. apply le_not_lt. intros F.
    assert (0 < (a - b) * (a - b)) by (apply mult_positive; fra). fra.
Qed.

Lemma the_root : surd_lt surd_zero (0, 1) /\ surd_eq (surd_mul (0, 1) (0, 1)) (surd_of d).
Proof.
  split; [|apply eq_of_parts; cbn [surd_mul surd_of fst snd]; ring].
  unfold surd_lt, surd_le, nonneg. cbn [surd_sub surd_zero fst snd]. intros [[_ A]|[A _]]; fra.
Qed.
End Adjoined.
