(** * Euclidean lengths without square roots, over every ordered field

    An ordered field need not have square roots, so |x|_2 itself is never used: [norm_at_most S x r] says |x_S|_2 <= r
    by squares.  Where roots exist this is the same for all r as to say that the root is <= r ([norm_at_most_root]).

    Idea.  Cauchy–Schwarz in squares; the triangle inequality from it.  |w|_2 <= a follows from <w, v> <= a for all v
    with |v|_2 <= 1 ([norm_dual]): instead of v = w/|w|_2 take one Newton step towards it from (a/|w|_2^2) w, which
    stays on the right side. *)

From Coq Require Import ZArith QArith Lia PeanoNat List Setoid Morphisms.
From Barriers Require Import OrderedFields LinearSystems.
Import ListNotations.
Open Scope field_scope.

Section Lengths.
Context {K : ordered_field}.
Add Field K_f : (K_field K) (morphism (of_Q_morph K), constants [f_cst], setoid (K_setoid K) (K_ext K)).
Implicit Types (S T : list nat) (p q x y u v w : nat -> K) (a b c r : K).

(** ** Inner products over a list of indices *)

Definition dot S p q : K := over S (fun i => p i * q i).

Lemma dot_same S p p' q q' : (forall i, In i S -> p i == p' i) -> (forall i, In i S -> q i == q' i) ->
  dot S p q == dot S p' q'.
Proof. intros P Q. apply over_same. intros i Hi. rewrite (P i Hi), (Q i Hi). reflexivity. Qed.

Lemma dot_comm S p q : dot S p q == dot S q p.
Proof. apply over_same. intros. ring. Qed.

Lemma dot_plus S p q v : dot S (fun i => p i + q i) v == dot S p v + dot S q v.
Proof. unfold dot. rewrite <- over_plus. apply over_same. intros. ring. Qed.

Lemma dot_minus S p q v : dot S (fun i => p i - q i) v == dot S p v - dot S q v.
Proof. unfold dot. rewrite <- over_minus. apply over_same. intros. ring. Qed.

Lemma dot_scale S c p v : dot S (fun i => c * p i) v == c * dot S p v.
Proof. unfold dot. rewrite <- over_scale. apply over_same. intros. ring. Qed.

Lemma dot_minus_right S v p q : dot S v (fun i => p i - q i) == dot S v p - dot S v q.
Proof. rewrite dot_comm, dot_minus, !(dot_comm S v). reflexivity. Qed.

Lemma dot_nonneg S p : 0 <= dot S p p.
Proof. apply over_nonneg. intros. apply square_nonneg. Qed.

(** |p - q|^2 *)
Lemma dot_difference S p q :
  dot S (fun i => p i - q i) (fun i => p i - q i) == dot S p p - $2 * dot S p q + dot S q q.
Proof. rewrite dot_minus, !dot_minus_right, (dot_comm S q p). ring. Qed.

(** <A x, u> = <x, A^T u> *)
Lemma dot_transpose S T (A : nat -> nat -> K) x u :
  dot S (fun i => over T (fun j => A i j * x j)) u == dot T x (fun j => over S (fun i => A i j * u i)).
Proof.
  unfold dot. transitivity (over S (fun i => over T (fun j => A i j * x j * u i))).
  - apply over_same. intros i _. rewrite over_scale_right. reflexivity.
  - rewrite over_swap. apply over_same. intros j _. rewrite <- over_scale. apply over_same. intros. ring.
Qed.

Lemma square_le_cancel a b : 0 <= b -> a * a <= b * b -> a <= b.
Proof. intros B L. apply le_not_lt. intros C. assert (0 < (a - b) * (a + b)) by (apply mult_positive; fra). fra. Qed.

Lemma square_at_most a b : 0 <= a -> a <= b -> a * a <= b * b.
Proof. intros A L. assert (0 <= (b - a) * (b + a)) by (apply mult_nonneg; fra). fra. Qed.

Lemma inverse_positive a : 0 < a -> 0 < / a.
Proof.
  intros A. pose proof (mult_inv_r a (fun E => lt_neq _ _ A (symmetry E))) as I. apply lt_not_le. intros C.
  assert (0 <= - / a * a) by (apply mult_nonneg; fra). fra.
Qed.

(** A form a s^2 + 2 b s t + c t^2 that is never negative has b^2 <= a c. *)
Lemma form_nonneg a b c : (forall s t : K, 0 <= s * s * a + $2 * (s * t) * b + t * t * c) -> b * b <= a * c.
Proof.
  intros Q. assert (A : 0 <= a) by (specialize (Q 1 0); fra). assert (C : 0 <= c) by (specialize (Q 0 1); fra).
  destruct (lt_le_dec 0 c) as [C' | C'].
  - pose proof (Q c (- b)) as H. apply (mult_le_cancel _ _ c C'). fra.
  - assert (Z : c == 0) by fra. rewrite Z. destruct (eq_dec b 0) as [B | B]; [rewrite B; fra | exfalso].
    pose proof (Q 1 (- (a + 1) * / b)) as H. rewrite Z in H.
    assert (E : 1 * 1 * a + $2 * (1 * (- (a + 1) * / b)) * b == a - $2 * (a + 1) * (b * / b)) by ring.
    rewrite (mult_inv_r b B) in E. fra.
Qed.

Theorem cauchy_schwarz S u v : dot S u v * dot S u v <= dot S u u * dot S v v.
Proof.
  apply form_nonneg. intros s t. pose proof (dot_nonneg S (fun i => s * u i - - t * v i)) as N.
  rewrite dot_difference, !dot_scale, !(dot_comm S _ (fun i => _ * v i)), (dot_comm S u (fun i => s * u i)),
    !dot_scale, (dot_comm S v u) in N. fra.
Qed.

(** ** Lengths *)

(** |x_S|_2 <= r *)
Definition norm_at_most S x r : Prop := 0 <= r /\ dot S x x <= r * r.

(** Where the length is a number of the field, this says that it is <= r. *)
Lemma norm_at_most_root S x n r : 0 <= n -> n * n == dot S x x -> norm_at_most S x r <-> n <= r.
Proof.
  intros N E. unfold norm_at_most. rewrite <- E. split.
  - intros [R L]. apply (square_le_cancel n r R L).
  - intros L. split; [fra | apply (square_at_most n r N L)].
Qed.

Lemma norm_same S x x' r : (forall i, In i S -> x i == x' i) -> norm_at_most S x r -> norm_at_most S x' r.
Proof. intros E [R L]. split; [exact R |]. rewrite <- (dot_same S x x' x x' E E). exact L. Qed.

Lemma norm_le S x a b : a <= b -> norm_at_most S x a -> norm_at_most S x b.
Proof. intros L [A B]. split; [fra |]. pose proof (square_at_most a b A L). fra. Qed.

Lemma norm_opposite S x a : norm_at_most S x a -> norm_at_most S (fun i => - x i) a.
Proof. intros [A B]. split; [exact A |]. apply (le_trans _ (dot S x x)); [apply over_le; intros; fra | exact B]. Qed.

Lemma norm_scale S c x a : 0 <= c -> norm_at_most S x a -> norm_at_most S (fun i => c * x i) (c * a).
Proof.
  intros C [A B]. split; [apply mult_nonneg; assumption |]. rewrite dot_scale, dot_comm, dot_scale.
  assert (0 <= c * c * (a * a - dot S x x)) by (apply mult_nonneg; [apply square_nonneg | fra]). fra.
Qed.

Lemma norm_zero S r : 0 <= r -> norm_at_most S (fun _ => 0) r.
Proof.
  intros R. split; [exact R |]. unfold dot. rewrite over_zero; [apply mult_nonneg; exact R |]. intros. ring.
Qed.

Lemma cauchy S p q a b : norm_at_most S p a -> norm_at_most S q b -> dot S p q <= a * b.
Proof.
  intros [A P] [B Q]. apply square_le_cancel; [apply mult_nonneg; assumption |]. pose proof (cauchy_schwarz S p q) as C.
  pose proof (dot_nonneg S p). pose proof (dot_nonneg S q).
  assert (0 <= (a * a - dot S p p) * dot S q q) by (apply mult_nonneg; fra).
  assert (0 <= a * a * (b * b - dot S q q)) by (apply mult_nonneg; [apply square_nonneg | fra]). fra.
Qed.

Lemma norm_minus S p q a b : norm_at_most S p a -> norm_at_most S q b ->
  norm_at_most S (fun i => p i - q i) (a + b).
Proof.
  intros P Q. assert (C : - dot S p q <= a * b).
  { pose proof (cauchy S _ q a b (norm_opposite S p a P) Q) as C.
    rewrite (dot_same S _ (fun i => - (1) * p i) _ q), dot_scale in C by (intros; ring || reflexivity). fra. }
  destruct P as [A P], Q as [B Q]. split; [fra |]. rewrite dot_difference. fra.
Qed.

(** |w|_2 <= a if <w, v> <= a for all v with |v|_2 <= 1. *)
Theorem norm_dual S w a : (forall v, norm_at_most S v 1 -> dot S w v <= a) -> norm_at_most S w a.
Proof.
  intros D. assert (A : 0 <= a).
  { assert (Z : dot S w (fun _ => 0) == 0) by (apply over_zero; intros; ring).
    rewrite <- Z. apply D, norm_zero. fra. }
  split; [exact A |]. apply le_not_lt. intros C. set (s := dot S w w) in *.
  assert (P : 0 < s) by (pose proof (square_nonneg a); fra).
  assert (Bad : forall c, c * c * s <= 1 -> a < c * s -> False).
  { intros c C1 C2. assert (N : norm_at_most S (fun i => c * w i) 1).
    { split; [fra |]. rewrite dot_scale, dot_comm, dot_scale. fold s. fra. }
    specialize (D _ N). rewrite dot_comm, dot_scale in D. fold s in D. fra. }
  assert (I : s * / s == 1) by (apply mult_inv_r; fra).
  destruct (lt_le_dec 0 a) as [A' | A'].
  - (* h = a^2/s < 1; the step from a/s is (a/s) (3 - h)/2 *)
    set (h := a * a * / s). assert (Eh : h * s == a * a) by (unfold h; transitivity (a * a * (s * / s));
      [ring | rewrite I; ring]).
    assert (H0 : 0 <= h) by (unfold h; pose proof (inverse_positive s P); repeat apply mult_nonneg; fra).
    assert (H1 : h < 1) by (apply lt_not_le; intros G; assert (0 <= (h - 1) * s) by (apply mult_nonneg; fra); fra).
    apply (Bad (a * / s * ($3 - h) * $(1 # 2))).
    + apply (le_trans _ (h * (($3 - h) * ($3 - h)) * $(1 # 4))).
      * assert (E : a * / s * ($3 - h) * $(1 # 2) * (a * / s * ($3 - h) * $(1 # 2)) * s ==
          (a * a * / s) * (s * / s) * (($3 - h) * ($3 - h)) * $(1 # 4)) by ring.
        rewrite E, I. fold h. assert (X : h * 1 == h) by ring. rewrite X. apply le_refl.
      * assert (0 <= (1 - h) * (1 - h) * ($4 - h)) by (apply mult_nonneg; [apply square_nonneg | fra]). fra.
    + assert (E : a * / s * ($3 - h) * $(1 # 2) * s == a * (s * / s) * ($3 - h) * $(1 # 2)) by ring.
      rewrite E, I. assert (0 < a * (1 - h)) by (apply mult_positive; fra). fra.
  - pose proof (mult_inv_r (1 + s) ltac:(fra)) as J. pose proof (inverse_positive (1 + s) ltac:(fra)) as J0.
    apply (Bad (/ (1 + s))); [| assert (0 < / (1 + s) * s) by (apply mult_positive; assumption); fra].
    assert (0 <= / (1 + s) * / (1 + s) * (1 + s + s * s)).
    { repeat apply mult_nonneg; try fra. pose proof (square_nonneg s). fra. }
    assert (E : / (1 + s) * / (1 + s) * s == ((1 + s) * / (1 + s)) * ((1 + s) * / (1 + s)) -
      / (1 + s) * / (1 + s) * (1 + s + s * s)) by ring. rewrite J in E. fra.
Qed.

(** ** The 1-norm *)

(** |x_S|_1 *)
Definition norm1 S x : K := over S (fun j => fabs (x j)).

Definition number (n : nat) : K := @of_Z K (Z.of_nat n).

Lemma number_succ n : number (Datatypes.S n) == number n + 1.
Proof. unfold number. rewrite Nat2Z.inj_succ, <- Z.add_1_r, of_Z_add. reflexivity. Qed.

Lemma number_nonneg n : 0 <= number n.
Proof. induction n as [| n IH]; [apply le_refl |]. rewrite number_succ. fra. Qed.

Lemma number_positive n : (0 < n)%nat -> 0 < number n.
Proof. intros P. destruct n as [| n]; [lia |]. rewrite number_succ. pose proof (number_nonneg n). fra. Qed.

Lemma number_le n k : (n <= k)%nat -> number n <= number k.
Proof. induction 1 as [| k _ IH]; [apply le_refl |]. rewrite number_succ. fra. Qed.

Lemma over_constant S c : over S (fun _ => c) == number (length S) * c.
Proof.
  induction S as [| i S IH]; [change (number (length [])) with (0 : K); simpl; ring |].
  cbn [over length]. rewrite IH, number_succ. ring.
Qed.

Lemma number_plus n k : number (n + k) == number n + number k.
Proof. unfold number. rewrite Nat2Z.inj_add, of_Z_add. reflexivity. Qed.

Lemma number_times n k : number (n * k) == number n * number k.
Proof. unfold number. rewrite Nat2Z.inj_mul, of_Z_mul. reflexivity. Qed.

Lemma number_lt n k : (n < k)%nat -> number n < number k.
Proof. intros L. apply (number_le (Datatypes.S n) k) in L. rewrite number_succ in L. fra. Qed.

Lemma norm1_same S x x' : (forall j, In j S -> x j == x' j) -> norm1 S x == norm1 S x'.
Proof. intros E. apply over_same. intros j Hj. rewrite (E j Hj). reflexivity. Qed.

Lemma norm1_nonneg S x : 0 <= norm1 S x.
Proof. apply over_nonneg. intros. apply abs_nonneg. Qed.

Lemma norm1_scale S c x : 0 <= c -> norm1 S (fun j => c * x j) == c * norm1 S x.
Proof.
  intros C. unfold norm1. rewrite <- over_scale. apply over_same. intros j _. rewrite abs_mult.
  assert (E : fabs c == c) by (pose proof (abs_spec c); fra). rewrite E. reflexivity.
Qed.

Lemma norm1_plus S x y : norm1 S (fun j => x j + y j) <= norm1 S x + norm1 S y.
Proof. unfold norm1. rewrite <- over_plus. apply over_le. intros. apply abs_triangle. Qed.

(** |x_S|_1 <= sqrt |S| |x_S|_2; [root] is at least the root of the number of elements. *)
Lemma norm1_cauchy S x root a : 0 <= root -> number (length S) <= root * root -> norm_at_most S x a ->
  norm1 S x <= root * a.
Proof.
  intros R L [A N]. apply (le_trans _ (dot S (fun _ => 1) (fun j => fabs (x j)))).
  - apply over_le. intros. fra.
  - apply cauchy; split; try assumption.
    + unfold dot. rewrite (over_same S _ (fun _ => 1)), over_constant by (intros; ring). fra.
    + apply (le_trans _ (dot S x x)); [| exact N]. apply over_le. intros j _.
      pose proof (abs_spec (x j)) as [[_ E] | [_ E]]; rewrite E; fra.
Qed.

(** The same in squares: |x_S|_1^2 <= |S| |x_S|_2^2 *)
Lemma norm1_square S x : norm1 S x * norm1 S x <= number (length S) * dot S x x.
Proof.
  pose proof (cauchy_schwarz S (fun _ => 1) (fun j => fabs (x j))) as C.
  assert (E1 : dot S (fun _ => 1) (fun j => fabs (x j)) == norm1 S x) by (apply over_same; intros; ring).
  assert (E2 : dot S (fun _ => 1) (fun _ => 1) == number (length S)).
  { unfold dot. rewrite (over_same S _ (fun _ => 1)), over_constant by (intros; ring). ring. }
  assert (E3 : dot S (fun j => fabs (x j)) (fun j => fabs (x j)) == dot S x x).
  { apply over_same. intros j _. destruct (abs_spec (x j)) as [[_ E] | [_ E]]; rewrite E; ring. }
  rewrite E1, E2, E3 in C. exact C.
Qed.

End Lengths.
