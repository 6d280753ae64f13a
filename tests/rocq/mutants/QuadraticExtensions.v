(** * Quadratic extensions of ordered fields

    F(sqrt d), for d > 0 that is no square in F: pairs (a, b), which stand for a + b sqrt d.

    Idea.  a + b sqrt d >= 0 says that a >= |b| sqrt d or that b sqrt d >= |a|, told by squares.  Products of such
    numbers are such numbers, as norms a^2 - b^2 d are multiplied.  For sums divide by one of the two: x/y + 1 is
    easy. *)

From Coq Require Import ZArith QArith Lia Lqa Setoid QMicromega OrderedRing Ring_theory.
From Barriers Require Import OrderedFields LinearSystems Lengths.
Open Scope field_scope.

Section Extension.
Context {F : ordered_field}.
Add Field F_f : (K_field F) (morphism (of_Q_morph F), constants [f_cst], setoid (K_setoid F) (K_ext F)).
Variable d : F.
Hypothesis d_positive : 0 < d.
Hypothesis no_square : forall a b : F, a * a == b * b * d -> b == 0.

Definition pair : Type := (F * F)%type.
Implicit Types x y z : pair.
Definition same x y : Prop := fst x == fst y /\ snd x == snd y.
Definition plus x y : pair := (fst x + fst y, snd x + snd y).
Definition times x y : pair := (fst x * fst y + snd x * snd y * d, fst x * snd y + snd x * fst y).
Definition opposite x : pair := (- fst x, - snd x).
Definition minus x y : pair := (fst x - fst y, snd x - snd y).
Definition norm x : F := fst x * fst x - snd x * snd x * d.
Definition inverse x : pair := (fst x / norm x, - snd x / norm x).
Definition nil : pair := (0, 0).
Definition unit : pair := (1, 0).
Definition nonneg x : Prop := (0 <= fst x /\ 0 <= norm x) \/ (0 <= snd x /\ norm x <= 0).
Definition below x y : Prop := nonneg (minus y x).
Definition strictly x y : Prop := below x y /\ ~ same x y.

Lemma square_0 (a : F) : a * a == 0 -> a == 0.
Proof. intros E. apply square_zero. rewrite E. apply le_refl. Qed.

Lemma norm_0 x : norm x == 0 -> same x nil.
Proof.
  unfold norm, same, nil. destruct x as [a b]. cbn. intros E. assert (B : b == 0) by (apply (no_square a b); fra).
  split; [apply square_0; rewrite B in E; fra | exact B].
Qed.

Lemma norm_times x y : norm (times x y) == norm x * norm y.
Proof. unfold norm, times. cbn. ring. Qed.

Lemma same_equivalence : Equivalence same.
Proof.
  split.
  - intros x. split; reflexivity.
  - intros x y [A B]. split; symmetry; assumption.
  - intros x y z [A B] [C D]. split; [rewrite A; exact C | rewrite B; exact D].
Qed.

#[local] Existing Instance same_equivalence.

Lemma nonneg_same x y : same x y -> nonneg x -> nonneg y.
Proof.
  intros [A B]. assert (E : norm x == norm y) by (unfold norm; rewrite A, B; reflexivity).
  unfold nonneg. rewrite A, B, E. exact (fun h => h).
Qed.

Lemma between (p q : F) : 0 <= p -> q * q <= p * p -> - p <= q <= p.
Proof.
  intros P Q. assert (q <= p) by (apply square_le_cancel; assumption).
  assert (- q <= p) by (apply square_le_cancel; [assumption | fra]). split; fra.
Qed.

Lemma product_le (a b a' b' : F) : 0 <= a -> 0 <= a' -> a <= b -> a' <= b' -> a * a' <= b * b'.
Proof.
  intros A A' B B'. assert (0 <= (b - a) * a') by (apply mult_nonneg; fra).
  assert (0 <= b * (b' - a')) by (apply mult_nonneg; fra). fra.
Qed.

Lemma nonneg_times x y : nonneg x -> nonneg y -> nonneg (times x y).
Proof.
  intros X Y. pose proof (norm_times x y) as M. destruct x as [a b], y as [a' b']. unfold nonneg in *.
  assert (N1 : norm (a, b) == a * a - b * b * d) by reflexivity.
  assert (N2 : norm (a', b') == a' * a' - b' * b' * d) by reflexivity.
  set (n := norm (a, b)) in *. set (n' := norm (a', b')) in *. clearbody n n'. cbn [fst snd times] in *.
  pose proof (square_nonneg a) as Sa. pose proof (square_nonneg a') as Sa'.
  pose proof (mult_nonneg _ _ (square_nonneg b) (lt_le _ _ d_positive)) as Sb.
  pose proof (mult_nonneg _ _ (square_nonneg b') (lt_le _ _ d_positive)) as Sb'.
  destruct X as [[X1 X2] | [X1 X2]], Y as [[Y1 Y2] | [Y1 Y2]].
  - left. split; [| rewrite M; apply mult_nonneg; assumption].
    assert (B : - (a * a') <= b * b' * d <= a * a').
    { apply between; [apply mult_nonneg; assumption |].
      pose proof (product_le (b * b * d) (a * a) (b' * b' * d) (a' * a') Sb Sb' ltac:(fra) ltac:(fra)). fra. }
    fra.
  - right. split; [| rewrite M; assert (0 <= n * - n') by (apply mult_nonneg; fra); fra].
    assert (B : - (a * b') <= b * a' <= a * b').
    { apply between; [apply mult_nonneg; assumption |]. apply (mult_le_cancel _ _ d d_positive).
      pose proof (product_le (b * b * d) (a * a) (a' * a') (b' * b' * d) Sb Sa' ltac:(fra) ltac:(fra)). fra. }
    fra.
  - right. split; [| rewrite M; assert (0 <= - n * n') by (apply mult_nonneg; fra); fra].
    assert (B : - (b * a') <= a * b' <= b * a').
    { apply between; [apply mult_nonneg; assumption |]. apply (mult_le_cancel _ _ d d_positive).
      pose proof (product_le (a * a) (b * b * d) (b' * b' * d) (a' * a') Sa Sb' ltac:(fra) ltac:(fra)). fra. }
    fra.
  - left. split; [| rewrite M; assert (0 <= - n * - n') by (apply mult_nonneg; fra); fra].
    assert (B : - (b * b' * d) <= a * a' <= b * b' * d).
    { apply between; [apply mult_nonneg; [apply mult_nonneg; assumption | fra] |].
      pose proof (product_le (a * a) (b * b * d) (a' * a') (b' * b' * d) Sa Sa' ltac:(fra) ltac:(fra)). fra. }
    fra.
Qed.

Lemma nonneg_total x : nonneg x \/ nonneg (opposite x).
Proof.
  assert (N : norm (opposite x) == norm x) by (unfold norm, opposite; cbn; ring).
  unfold nonneg. rewrite N. destruct x as [a b]. cbn [fst snd opposite].
  destruct (lt_le_dec (norm (a, b)) 0) as [L | L].
  - destruct (lt_le_dec b 0); [right; right | left; right]; split; fra.
  - destruct (lt_le_dec a 0); [right; left | left; left]; split; fra.
Qed.

Lemma nonneg_antisymmetric x : nonneg x -> nonneg (opposite x) -> same x nil.
Proof.
  assert (N : norm (opposite x) == norm x) by (unfold norm, opposite; cbn; ring).
  unfold nonneg. rewrite N. intros [[A B] | [A B]] [[C D] | [C D]]; try (apply norm_0; fra).
  - unfold same, nil, norm in *. destruct x as [a b]. cbn in *. assert (Z : a == 0) by fra. split; [exact Z |].
    rewrite Z in B. apply square_0. apply (le_antisym (b * b) 0); [| apply square_nonneg].
    apply (mult_le_cancel _ _ d d_positive). fra.
  - unfold same, nil, norm in *. destruct x as [a b]. cbn in *. assert (Z : b == 0) by fra. split; [| exact Z].
    rewrite Z in B. apply square_0. apply (le_antisym (a * a) 0); [fra | apply square_nonneg].
Qed.

Lemma inverse_left x : ~ same x nil -> same (times (inverse x) x) unit.
Proof.
  intros N. assert (Z : ~ norm x == 0) by (intros E; apply N, norm_0, E).
  unfold same, times, inverse, unit. cbn. set (n := norm x) in *.
  assert (I : n * / n == 1) by (apply mult_inv_r, Z). unfold fdiv. split; [| ring].
  transitivity (n * / n); [| exact I]. unfold n at 3, norm. ring.
Qed.

Lemma unit_more x : nonneg x -> nonneg (plus x unit).
Proof.
  unfold nonneg, norm, plus, unit. destruct x as [a b]. cbn. intros [[A B] | [A B]].
  - left. split; fra.
  - destruct (lt_le_dec ((b + 0) * (b + 0) * d) ((a + 1) * (a + 1))) as [L | L]; [left | right]; split; try fra.
Qed.

Lemma nonneg_plus x y : nonneg x -> nonneg y -> nonneg (plus x y).
Proof.
  intros X Y. destruct (eq_dec (norm y) 0) as [E | E].
  - destruct (norm_0 y E) as [A B]. apply (nonneg_same x); [| exact X]. unfold same, plus, nil in *. cbn in *.
    rewrite A, B. split; ring.
  - assert (N : ~ same y nil).
    { intros [A B]. apply E. unfold norm. rewrite A, B. cbn. ring. }
    pose proof (inverse_left y N) as [I1 I2]. set (i := inverse y) in *. clearbody i.
    assert (I : nonneg i).
    { destruct (nonneg_total i) as [I | I]; [exact I | exfalso].
      pose proof (nonneg_times _ _ I Y) as H. unfold nonneg, norm, times, opposite, unit in *. cbn in *.
      assert (P : - fst i * fst y + - snd i * snd y * d == - (1)) by fra.
      assert (Q : - fst i * snd y + - snd i * fst y == 0) by fra.
      rewrite P, Q in H. destruct H as [[H _] | [_ H]]; fra. }
    apply (nonneg_same (times (plus (times x i) unit) y)).
    + unfold same, times, plus, unit in *. cbn in *. split.
      * transitivity (fst x * (fst i * fst y + snd i * snd y * d) + snd x * (fst i * snd y + snd i * fst y) * d +
        fst y); [ring |].
        rewrite I1, I2. ring.
      * transitivity (fst x * (fst i * snd y + snd i * fst y) + snd x * (fst i * fst y + snd i * snd y * d) + snd y);
        [ring |].
        rewrite I1, I2. ring.
    + apply nonneg_times; [apply unit_more, nonneg_times |]; assumption.
Qed.

Lemma same_decided x y : {same x y} + {~ same x y}.
Proof.
  destruct (eq_dec (fst x) (fst y)) as [A | A]; [| right; intros [B _]; exact (A B)].
  destruct (eq_dec (snd x) (snd y)) as [B | B]; [left; split; assumption | right; intros [_ C]; exact (B C)].
Qed.

Lemma nonneg_decided x : {nonneg x} + {~ nonneg x}.
Proof.
  unfold nonneg. destruct (lt_le_dec (norm x) 0) as [L | L].
  - destruct (lt_le_dec (snd x) 0) as [M | M]; [right | left; right; split; fra].
    intros [[A B] | [A B]]; fra.
  - destruct (lt_le_dec (fst x) 0) as [M | M]; [| left; left; split; assumption].
    destruct (eq_dec (norm x) 0) as [E | E].
    + right. destruct (norm_0 x E) as [A B]. cbn in A. fra.
    + right. intros [[A B] | [A B]]; [fra |]. apply E. fra.
Defined.

Lemma opposite_minus x y : same (opposite (minus x y)) (minus y x).
Proof. unfold same, opposite, minus. cbn. split; ring. Qed.

Lemma minus_0 x y : same (minus x y) nil -> same x y.
Proof. unfold same, minus, nil. cbn. intros [A B]. split; fra. Qed.

Lemma total x y : below x y \/ below y x.
Proof.
  unfold below. destruct (nonneg_total (minus y x)) as [H | H]; [left; exact H | right].
  apply (nonneg_same _ _ (opposite_minus y x) H).
Qed.

Lemma below_same x x' y y' : same x x' -> same y y' -> below x y -> below x' y'.
Proof. intros [A B] [C D]. apply nonneg_same. unfold same, minus. cbn. rewrite A, B, C, D. split; reflexivity. Qed.

Lemma order : SOR nil unit plus times minus opposite same below strictly.
Proof.
  pose proof same_equivalence as E. constructor.
  - exact E.
  - intros x x' [A B] y y' [C D]. unfold same, plus. cbn. rewrite A, B, C, D. split; reflexivity.
  - intros x x' [A B] y y' [C D]. unfold same, times. cbn. rewrite A, B, C, D. split; reflexivity.
  - intros x x' [A B]. unfold same, opposite. cbn. rewrite A, B. split; reflexivity.
  - intros x x' A y y' B. split; apply below_same; try assumption; symmetry; assumption.
  - intros x x' A y y' B. unfold strictly. split; intros [C D]; (split; [revert C; apply below_same; try assumption;
      symmetry; assumption |]); intros G; apply D.
    + rewrite A, B. exact G.
    + rewrite <- A, <- B. exact G.
  - constructor; intros; unfold same, plus, times, minus, opposite, nil, unit; cbn; split; ring.
  - intros x. unfold below. apply (nonneg_same nil); [unfold same, nil, minus; cbn; split; ring |].
    left. unfold norm, nil. cbn. split; fra.
  - intros x y A B. symmetry. apply minus_0, nonneg_antisymmetric; [exact A |].
    apply (nonneg_same _ _ (symmetry (opposite_minus y x)) B).
  - intros x y z A B. unfold below. apply (nonneg_same (plus (minus y x) (minus z y))); [| apply nonneg_plus;
    assumption].
    unfold same, plus, minus. cbn. split; ring.
  - intros x y. reflexivity.
  - intros x y. unfold strictly. destruct (same_decided x y) as [A | A]; [right; left; exact A |].
    destruct (total x y) as [B | B]; [left; split; assumption | right; right; split; [exact B |]].
    intros C. apply A. symmetry. exact C.
  - intros x y z. apply nonneg_same. unfold same, plus, minus. cbn. split; ring.
  - intros x y [A NA] [B NB]. unfold strictly, below in *.
    assert (Z : forall z, same (minus z nil) z) by (intros z; unfold same, minus, nil; cbn; split; ring).
    split.
    + apply (nonneg_same (times x y)); [symmetry; apply Z |].
      apply nonneg_times; [apply (nonneg_same _ _ (Z x) A) | apply (nonneg_same _ _ (Z y) B)].
    + intros [C D]. assert (M : norm x * norm y == 0).
      { rewrite <- norm_times. unfold norm. rewrite <- C, <- D. cbn. ring. }
      destruct (eq_dec (norm x) 0) as [X | X]; [apply NA; symmetry; apply norm_0, X |].
      apply NB. symmetry. apply norm_0. assert (I : norm x * / norm x == 1) by (apply mult_inv_r, X).
      transitivity (/ norm x * (norm x * norm y)); [| rewrite M; ring].
      transitivity (norm x * / norm x * norm y); [rewrite I; ring | ring].
  - intros [A _]. cbn in A. apply (one_neq_zero F). symmetry. exact A.
Qed.

Definition extension : ordered_field.
Proof.
  refine {| carrier := pair; fzero := nil; fone := unit; fadd := plus; fmul := times; fsub := minus; fopp := opposite;
    finv := inverse; feq := same; fleq := below; flt := strictly; ordered_ring := order |}.
  - intros x y [A B]. assert (E : norm x == norm y) by (unfold norm; rewrite A, B; reflexivity).
    unfold same, inverse. cbn. rewrite A, B, E. split; reflexivity.
  - exact inverse_left.
  - intros x y. destruct (nonneg_decided (minus x y)) as [A | A]; [right; exact A | left].
    destruct (total x y) as [B | B]; [split; [exact B |] | contradiction].
    intros C. apply A. apply (below_same x y y x); [exact C | symmetry; exact C | exact B].
Defined.
End Extension.
