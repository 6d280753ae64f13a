(** * The stages of an ordered field in which everything positive has a root (AllRoots.v)

    The rational numbers, and one root after the other adjoined.  In each of these fields it is decided what has a root.
    All elements of all of them are listed, and in stage n comes the turn of the j-th element of the i-th field, n being
    the number of (i, j).  A number of the field is a sequence of elements, one of each stage, of which all but finitely
    many are the same. *)

From Coq Require Import ZArith QArith Lia Lqa Setoid Arith Cantor Eqdep_dec Znumtheory OrderedRing Ring_theory.
From Barriers Require Import OrderedFields LinearSystems Lengths.
From Mutants Require Import QuadraticExtensions.
Open Scope field_scope.

(** ** What has a root *)

Record stage := {
  field :> ordered_field;
  root : field -> field;
  root_found : forall x r : field, r * r == x -> root x * root x == x;
  index : field -> nat;
  listed : nat -> field;
  listed_index : forall x, listed (index x) == x
}.
Arguments root {_} _.
Arguments index {_} _.
Arguments listed {_} _.

Definition q_root (x : Q) : Q := Z.sqrt (Qnum x * Zpos (Qden x)) # Qden x.

Lemma square_numbers (n d p s : Z) : (0 < s)%Z -> (p * p * d = n * (s * s))%Z -> exists k, (n * d = k * k)%Z.
Proof.
  intros S E. pose proof (Z.gcd_divide_l p s) as [p' P]. pose proof (Z.gcd_divide_r p s) as [s' T].
  set (g := Z.gcd p s) in *. assert (G : (0 < g)%Z).
  { assert (0 <= g)%Z by apply Z.gcd_nonneg. assert (g <> 0)%Z by (intros Z0; rewrite Z0 in T; lia). lia. }
  assert (C : Z.gcd s' p' = 1%Z).
  { rewrite Z.gcd_comm. apply (Z.mul_reg_r _ _ g); [lia |].
    rewrite <- (Z.gcd_mul_mono_r_nonneg p' s' g) by lia. rewrite <- P, <- T. unfold g. lia. }
  rewrite P, T in E. assert (E' : (p' * p' * d = n * (s' * s'))%Z).
  { apply (Z.mul_reg_r _ _ (g * g)); [nia |]. transitivity (p' * g * (p' * g) * d)%Z; [ring | rewrite E; ring]. }
  assert (D1 : (s' | d)%Z).
  { apply (Z.gauss s' p'); [| exact C]. apply (Z.gauss s' p'); [| exact C]. exists (n * s')%Z.
    transitivity (p' * p' * d)%Z; [ring | rewrite E'; ring]. }
  destruct D1 as [d1 D1]. assert (S' : (s' <> 0)%Z) by (intros Z0; rewrite Z0 in T; lia).
  assert (E2 : (p' * p' * d1 = n * s')%Z).
  { apply (Z.mul_reg_r _ _ s'); [exact S' |]. transitivity (p' * p' * (d1 * s'))%Z; [ring | rewrite <- D1, E'; ring]. }
  assert (D2 : (s' | d1)%Z).
  { apply (Z.gauss s' p'); [| exact C]. apply (Z.gauss s' p'); [| exact C]. exists n.
    transitivity (p' * p' * d1)%Z; [ring | rewrite E2; ring]. }
  destruct D2 as [e D2]. assert (E3 : (p' * p' * e = n)%Z).
  { apply (Z.mul_reg_r _ _ s'); [exact S' |]. rewrite <- E2, D2. ring. }
  exists (p' * s' * e)%Z. rewrite <- E3, D1, D2. ring.
Qed.

Lemma q_root_found (x r : Q) : (r * r == x)%Q -> (q_root x * q_root x == x)%Q.
Proof.
  destruct x as [n d], r as [p s]. unfold Qeq, q_root. cbn. intros E.
  destruct (square_numbers n (Zpos d) p (Zpos s)) as [k K]; [lia | rewrite E; rewrite Pos2Z.inj_mul; ring |].
  rewrite K. assert (S : Z.sqrt (k * k) = Z.abs k).
  { rewrite <- (Z.abs_square k). apply Z.sqrt_square, Z.abs_nonneg. }
  rewrite S, Z.abs_square, <- K, Pos2Z.inj_mul. ring.
Qed.

Definition z_index (z : Z) : nat := if (0 <=? z)%Z then 2 * Z.to_nat z else 2 * Z.to_nat (- z) + 1.
Definition z_listed (k : nat) : Z := if Nat.even k then Z.of_nat (k / 2) else (- Z.of_nat (k / 2))%Z.
Lemma z_listed_index z : z_listed (z_index z) = z.
Proof.
  unfold z_index, z_listed. destruct (Z.leb_spec 0 z) as [L | L].
  - rewrite Nat.even_mul. cbn [Nat.even orb]. rewrite (Nat.mul_comm 2), Nat.div_mul by lia. lia.
  - rewrite Nat.even_add, Nat.even_mul. cbn [Nat.even orb Bool.eqb].
    rewrite (Nat.mul_comm 2), Nat.add_comm, Nat.div_add by lia. cbn [Nat.div Nat.divmod fst]. lia.
Qed.

Definition rationals : stage.
Proof.
  refine {| field := Q_field; root := q_root : Q_field -> Q_field; root_found := q_root_found;
    index := (fun q : Q => Cantor.to_nat (z_index (Qnum q), Pos.to_nat (Qden q))) : Q_field -> nat;
    listed := (fun k => let (a, b) := Cantor.of_nat k in z_listed a # Pos.of_nat b) : nat -> Q_field |}.
  intros [n d]. rewrite Cantor.cancel_of_to. cbn [Qnum Qden]. rewrite z_listed_index, Pos2Nat.id. reflexivity.
Defined.

Section Adjoin.
Variable S : stage.
Add Field S_f : (K_field S) (morphism (of_Q_morph S), constants [f_cst], setoid (K_setoid S) (K_ext S)).
Variable d : S.
Hypothesis d_positive : 0 < d.
Hypothesis no_root : ~ root d * root d == d.

Lemma no_square (a b : S) : a * a == b * b * d -> b == 0.
Proof.
  intros E. destruct (eq_dec b 0) as [B | B]; [exact B | exfalso]. apply no_root, (root_found _ d (a * / b)).
  assert (I : b * / b == 1) by (apply mult_inv_r, B).
  transitivity (a * a * (/ b * / b)); [ring |]. rewrite E. transitivity (b * / b * (b * / b) * d); [ring | rewrite I;
    ring].
Qed.

Definition adjoined : ordered_field := extension d d_positive no_square.

Lemma equal_squares (x y : S) : x * x == y * y -> x == y \/ x == - y.
Proof.
  intros E. destruct (eq_dec (x - y) 0) as [D | D]; [left; fra | right].
  assert (I : (x - y) * / (x - y) == 1) by (apply mult_inv_r, D).
  assert (Z : x + y == 0); [| fra].
  transitivity ((x - y) * / (x - y) * (x + y)); [rewrite I; ring |].
  transitivity (/ (x - y) * (x * x - y * y)); [ring | rewrite E; ring].
Qed.

Definition try_ (x r other : adjoined) : adjoined := if eq_dec (r * r) x then r else other.
Lemma tried x r other : r * r == x \/ other * other == x -> try_ x r other * try_ x r other == x.
Proof. unfold try_. destruct (eq_dec (r * r) x) as [E | E]; [intros _; exact E | intros [C | C];
  [contradiction | exact C]]. Qed.

Definition across (x : pair) (p : S) (other : adjoined) : adjoined :=
  let q := root ((fst x - p * p) * / d) in try_ x (p, q) (try_ x (p, - q) other).
Definition new_root (x : pair) : adjoined :=
  let n := root (norm d x) in
  across x (root ((fst x + n) * $(1 # 2))) (across x (root ((fst x - n) * $(1 # 2))) (0 : adjoined)).

Lemma across_found (x : pair) (p p0 q0 : S) other : p * p == p0 * p0 -> same (times d (p0, q0) (p0, q0)) x ->
  across x p other * across x p other == (x : adjoined).
Proof.
  intros P [X1 X2]. cbn in X1, X2. unfold across. set (q := root _). apply tried.
  assert (D : d * / d == 1) by exact (mult_inv_r d (fun E => lt_neq _ _ d_positive (symmetry E))).
  assert (Q0 : (fst x - p * p) * / d == q0 * q0).
  { rewrite P. transitivity (q0 * q0 * (d * / d)); [| rewrite D; ring].
    transitivity ((fst x - p0 * p0) * / d); [reflexivity |]. rewrite <- X1. ring. }
  assert (Q1 : q * q == q0 * q0) by (rewrite <- Q0; apply (root_found _ _ q0); symmetry; exact Q0).
  assert (A : forall t, t * t == q0 * q0 -> p * p + t * t * d == fst x) by (intros t T; rewrite T, P, <- X1; ring).
  destruct (equal_squares p p0 P) as [B | B], (equal_squares q q0 Q1) as [C | C].
  - left. split; cbn; [apply A, Q1 |]. rewrite B, C, <- X2. ring.
  - right. apply tried. left. split; cbn; [transitivity (p * p + q * q * d); [ring | apply A, Q1] |].
    rewrite B, C, <- X2. ring.
  - right. apply tried. left. split; cbn; [transitivity (p * p + q * q * d); [ring | apply A, Q1] |].
    rewrite B, C, <- X2. ring.
  - left. split; cbn; [apply A, Q1 |]. rewrite B, C, <- X2. ring.
Qed.
Lemma across_other (x : pair) p other : other * other == (x : adjoined) ->
  across x p other * across x p other == (x : adjoined).
Proof. intros O. unfold across. apply tried. right. apply tried. right. exact O. Qed.

Lemma new_root_found (x r : adjoined) : r * r == x -> new_root x * new_root x == x.
Proof.
  destruct r as [p q]. intros E. destruct E as [E1 E2] eqn:EE. cbn in E1, E2. unfold new_root.
    set (n := root (norm d x)).
  set (t := p * p - q * q * d).
  assert (N : n * n == t * t).
  { assert (M : t * t == norm d x) by (unfold t, norm; rewrite <- E1, <- E2; ring).
    rewrite M. apply (root_found _ _ t M). }
  destruct (equal_squares n t N) as [C | C].
  - apply (across_found x _ p q); [| exact E]. set (h := root _).
    assert (H : (fst x + n) * $(1 # 2) == p * p) by (rewrite C, <- E1; unfold t; fra).
    rewrite <- H. apply (root_found _ _ p). symmetry. exact H.
  - apply across_other, (across_found x _ p q); [| exact E]. set (h := root _).
    assert (H : (fst x - n) * $(1 # 2) == p * p) by (rewrite C, <- E1; unfold t; fra).
    rewrite <- H. apply (root_found _ _ p). symmetry. exact H.
Qed.

Definition larger : stage.
Proof.
  refine {| field := adjoined; root := new_root; root_found := new_root_found;
    index := (fun x : pair => Cantor.to_nat (index (fst x), index (snd x))) : adjoined -> nat;
    listed := (fun k => let (a, b) := Cantor.of_nat k in (listed a, listed b)) : nat -> adjoined |}.
  intros [a b]. rewrite Cantor.cancel_of_to. split; cbn; apply listed_index.
Defined.
End Adjoin.

(** ** One step *)

Record step (S : stage) (d : S) := {
  target : stage;
  up : S -> target;
  up_same : forall x y, x == y -> up x == up y;
  up_plus : forall x y, up (x + y) == up x + up y;
  up_times : forall x y, up (x * y) == up x * up y;
  up_opposite : forall x, up (- x) == - up x;
  up_1 : up 1 == 1;
  up_le : forall x y, x <= y -> up x <= up y;
  made : target;
  made_root : 0 <= d -> made * made == up d
}.
Arguments target {_ _} _.
Arguments up {_ _} _ _.
Arguments made {_ _} _.

Definition next (S : stage) (d : S) : step S d.
Proof.
  destruct (eq_dec (root d * root d) d) as [R | R].
  { refine {| target := S; up := fun x => x; made := root d |}; intros; try assumption; try reflexivity. }
  destruct (lt_le_dec 0 d) as [P | P].
  - refine {| target := larger S d P R; up := (fun x => (x, 0)) : S -> larger S d P R;
      made := (0, 1) : larger S d P R |}.
    + intros x y E. split; cbn; [exact E | reflexivity].
    + intros x y. split; cbn; [reflexivity |]. symmetry. fra.
    + intros x y. split; cbn; fra.
    + intros x. split; cbn; fra.
    + split; reflexivity.
    + intros x y L. left. unfold norm. cbn. split; [fra |].
      assert (0 <= (y - x) * (y - x)) by apply square_nonneg. fra.
    + intros _. split; cbn; fra.
  - refine {| target := S; up := fun x => x; made := 0 |}; intros; try assumption; try reflexivity.
    assert (Z : d == 0) by fra. rewrite Z. fra.
Defined.
