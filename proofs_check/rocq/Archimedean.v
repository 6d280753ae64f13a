(** * Maxima, tests and quotients in every ordered field; Archimedean ordered fields

    In an Archimedean field every number has a ceiling, which here is given with the field.  Q and R are instances. *)

From Coq Require Import ZArith QArith Qabs Qround Lia Setoid.
From Barriers Require Import OrderedFields.
Open Scope field_scope.

(** ** Maximum, minimum, tests *)

Section Comparisons.
Context {K : ordered_field}.
Implicit Types x y z u v : K.

Definition fmax x y : K := if lt_le_dec x y then y else x.
Definition fmin x y : K := if lt_le_dec x y then x else y.
Definition le_bool x y : bool := if lt_le_dec y x then false else true.
Definition eq_bool x y : bool := if eq_dec x y then true else false.

Lemma le_bool_iff x y : le_bool x y = true <-> x <= y.
Proof. unfold le_bool. destruct (lt_le_dec y x) as [L | L]; [apply lt_not_le in L |]; intuition congruence. Qed.
Lemma eq_bool_iff x y : eq_bool x y = true <-> x == y.
Proof. unfold eq_bool. destruct (eq_dec x y); intuition congruence. Qed.

Lemma max_spec x y : x <= fmax x y /\ y <= fmax x y /\ (fmax x y == x \/ fmax x y == y).
Proof. unfold fmax. destruct (lt_le_dec x y); fra. Qed.
Lemma min_spec x y : fmin x y <= x /\ fmin x y <= y /\ (fmin x y == x \/ fmin x y == y).
Proof. unfold fmin. destruct (lt_le_dec x y); fra. Qed.

#[global] Instance max_proper : Proper (feq ==> feq ==> feq) fmax.
Proof. intros x y E u v G. pose proof (max_spec x u). pose proof (max_spec y v). fra. Qed.
#[global] Instance min_proper : Proper (feq ==> feq ==> feq) fmin.
Proof. intros x y E u v G. pose proof (min_spec x u). pose proof (min_spec y v). fra. Qed.
#[global] Instance le_bool_proper : Proper (feq ==> feq ==> eq) le_bool.
Proof. intros x y E u v G. apply Bool.eq_true_iff_eq. rewrite !le_bool_iff, E, G. reflexivity. Qed.
#[global] Instance eq_bool_proper : Proper (feq ==> feq ==> eq) eq_bool.
Proof. intros x y E u v G. apply Bool.eq_true_iff_eq. rewrite !eq_bool_iff, E, G. reflexivity. Qed.

Lemma max_l x y : y <= x -> fmax x y == x. Proof. pose proof (max_spec x y). fra. Qed.
Lemma max_r x y : x <= y -> fmax x y == y. Proof. pose proof (max_spec x y). fra. Qed.
Lemma le_max_l x y : x <= fmax x y. Proof. apply max_spec. Qed.
Lemma le_max_r x y : y <= fmax x y. Proof. apply max_spec. Qed.
Lemma max_lub x y z : x <= z -> y <= z -> fmax x y <= z. Proof. pose proof (max_spec x y). fra. Qed.
Lemma max_lub_iff x y z : fmax x y <= z <-> x <= z /\ y <= z. Proof. pose proof (max_spec x y). fra. Qed.
Lemma max_lub_lt x y z : x < z -> y < z -> fmax x y < z. Proof. pose proof (max_spec x y). fra. Qed.
Lemma le_min_l x y : fmin x y <= x. Proof. apply min_spec. Qed.
Lemma le_min_r x y : fmin x y <= y. Proof. apply min_spec. Qed.
Lemma min_glb_lt x y z : z < x -> z < y -> z < fmin x y. Proof. pose proof (min_spec x y). fra. Qed.

Lemma abs_pos x : 0 <= x -> fabs x == x. Proof. pose proof (abs_spec x). fra. Qed.
Lemma abs_neg x : x <= 0 -> fabs x == - x. Proof. pose proof (abs_spec x). fra. Qed.
Lemma abs_minus x y : fabs (x - y) == fabs (y - x).
Proof. pose proof (abs_spec (x - y)). pose proof (abs_spec (y - x)). fra. Qed.
End Comparisons.

(** ** Quotients *)

Section Quotients.
Context {K : ordered_field}.
Add Field K_f : (K_field K) (morphism (of_Q_morph K), constants [f_cst], setoid (K_setoid K) (K_ext K)).
Implicit Types a b c d x y z : K.

Lemma inv_positive a : 0 < a -> 0 < / a.
Proof.
  intros H. assert (E : a * / a == 1) by (apply mult_inv_r; fra). destruct (lt_le_dec 0 (/ a)); [assumption | fnra].
Qed.
Lemma lt_shift_div_l a b c : 0 < c -> a * c < b -> a < b / c.
Proof.
  intros C H. assert (E : b / c * c == b) by (field; fra). pose proof (inv_positive c C).
  destruct (lt_le_dec a (b / c)); [assumption | fnra].
Qed.
Lemma le_shift_div_l a b c : 0 < c -> a * c <= b -> a <= b / c.
Proof.
  intros C H. assert (E : b / c * c == b) by (field; fra). destruct (lt_le_dec (b / c) a); [fnra | assumption].
Qed.
Lemma lt_shift_div_r a b c : 0 < b -> a < c * b -> a / b < c.
Proof.
  intros C H. assert (E : a / b * b == a) by (field; fra). destruct (lt_le_dec (a / b) c); [assumption | fnra].
Qed.
Lemma le_shift_div_r a b c : 0 < b -> a <= c * b -> a / b <= c.
Proof.
  intros C H. assert (E : a / b * b == a) by (field; fra). destruct (lt_le_dec c (a / b)); [fnra | assumption].
Qed.
Lemma fractions_le a b c d : 0 < b -> 0 < d -> a * d <= c * b -> a / b <= c / d.
Proof.
  intros B D H. apply le_shift_div_r; [exact B |]. setoid_replace (c / d * b) with (c * b / d) by (field; fra).
  apply le_shift_div_l; assumption.
Qed.
Lemma fractions_lt a b c d : 0 < b -> 0 < d -> a * d < c * b -> a / b < c / d.
Proof.
  intros B D H. apply lt_shift_div_r; [exact B |]. setoid_replace (c / d * b) with (c * b / d) by (field; fra).
  apply lt_shift_div_l; assumption.
Qed.
Lemma mult_le_0_compat a b : 0 <= a -> 0 <= b -> 0 <= a * b. Proof. fnra. Qed.
Lemma mult_lt_0_compat a b : 0 < a -> 0 < b -> 0 < a * b. Proof. fnra. Qed.
Lemma plus_0_r x : x + 0 == x. Proof. ring. Qed.
Lemma plus_0_l x : 0 + x == x. Proof. ring. Qed.
Lemma mult_plus_distr_r x y z : x * (y + z) == x * y + x * z. Proof. ring. Qed.

(** ** Whole numbers *)

Lemma of_Z_plus i j : (of_Z (i + j) : K) == of_Z i + of_Z j. Proof. apply of_Z_add. Qed.
Lemma of_Z_times i j : (of_Z (i * j) : K) == of_Z i * of_Z j. Proof. apply of_Z_mul. Qed.
Lemma of_Z_le i j : (i <= j)%Z -> (of_Z i : K) <= of_Z j.
Proof. intros H. destruct (Z.eq_dec i j) as [-> | N]; [apply le_refl | apply lt_le, of_Z_lt; lia]. Qed.
Lemma of_Z_lt_inv i j : (of_Z i : K) < of_Z j -> (i < j)%Z.
Proof. intros H. apply Z.nle_gt. intros L. apply of_Z_le in L. fra. Qed.
End Quotients.

(** ** Archimedean fields *)

Record archimedean_field := {
  base :> ordered_field;
  ceiling : base -> Z;
  ceiling_above : forall x, x <= of_Z (ceiling x);
  ceiling_below : forall x, of_Z (ceiling x - 1) < x
}.
Arguments ceiling {_} x.

Section Ceiling.
Context {K : archimedean_field}.
Implicit Types x : K.

Lemma ceiling_unique x z : of_Z z < x -> x <= of_Z (z + 1) -> ceiling x = (z + 1)%Z.
Proof.
  intros L U. pose proof (ceiling_above K x) as H1. pose proof (ceiling_below K x) as H2.
  assert (z < ceiling x)%Z by (apply (@of_Z_lt_inv K); fra).
  assert (ceiling x - 1 < z + 1)%Z by (apply (@of_Z_lt_inv K); fra). lia.
Qed.

#[global] Instance ceiling_proper : Proper (feq ==> eq) (@ceiling K).
Proof.
  intros x y E. replace (ceiling y) with (ceiling y - 1 + 1)%Z by lia. apply ceiling_unique.
  - pose proof (ceiling_below K y). fra.
  - replace (ceiling y - 1 + 1)%Z with (ceiling y) by lia. pose proof (ceiling_above K y). fra.
Qed.
End Ceiling.

(** ** The rational numbers *)

Lemma of_Z_rational z : (@of_Z Q_field z == inject_Z z)%Q.
Proof.
  assert (P : forall p, (@of_Z Q_field (Zpos p) == inject_Z (Zpos p))%Q).
  { induction p as [| p IH] using Pos.peano_ind; [reflexivity |].
    rewrite Pos2Z.inj_succ, <- Z.add_1_r, inject_Z_plus. etransitivity; [exact (of_Z_add Q_field (Zpos p) 1) |].
    change (@of_Z Q_field (Zpos p) + 1 == inject_Z (Zpos p) + 1)%Q. rewrite IH. reflexivity. }
  destruct z as [| p | p]; [reflexivity | apply P |]. change (Zneg p) with (- Zpos p)%Z.
  etransitivity; [exact (of_Z_opp Q_field (Zpos p)) |].
  change (- @of_Z Q_field (Zpos p) == - inject_Z (Zpos p))%Q. rewrite P. reflexivity.
Qed.

Definition Q_archimedean : archimedean_field.
Proof.
  refine {| base := Q_field; ceiling := Qceiling |}; intros x.
  - change (x <= @of_Z Q_field (Qceiling x))%Q. rewrite of_Z_rational. apply Qle_ceiling.
  - change (@of_Z Q_field (Qceiling x - 1) < x)%Q. rewrite of_Z_rational. apply Qceiling_lt.
Defined.
Canonical Q_archimedean.

(** What a hypothesis or goal says in the words of Q, for lra. *)
Ltac in_Q :=
  try change (base Q_archimedean) with Q_field in *; try change (carrier Q_field) with Q in *;
  try change (@feq Q_field) with Qeq in *; try change (@fleq Q_field) with Qle in *;
  try change (@flt Q_field) with Qlt in *; try change (@fadd Q_field) with Qplus in *;
  try change (@fsub Q_field) with Qminus in *; try change (@fmul Q_field) with Qmult in *;
  try change (@fopp Q_field) with Qopp in *; try change (@fzero Q_field) with 0%Q in *;
  try change (@fone Q_field) with 1%Q in *;
  repeat match goal with
  | |- context [@of_Q Q_field ?q] => change (@of_Q Q_field q) with q
  | H : context [@of_Q Q_field ?q] |- _ => change (@of_Q Q_field q) with q in H
  end.

Lemma abs_rational (x : Q) : (fabs x == Qabs x)%Q.
Proof.
  unfold fabs. destruct (lt_le_dec x 0) as [L | L]; symmetry; [apply Qabs_neg, Qlt_le_weak, L | apply Qabs_pos, L].
Qed.
