(** * T1, T2: rational certificates speak of data in every ordered field

    Data, radii and witness of a certificate are rational, and its inequalities are those of T1 and T2 in the rational
    numbers; the data of the box may be in any ordered field K, such as the real numbers.

    Idea.  The map of the rational numbers into K preserves sums, products, absolute values and the order, so the
    inequalities hold in K, too. *)

From Coq Require Import ZArith QArith Lia PeanoNat List Ring_theory.
From Barriers Require Import OrderedFields LinearSystems Regressions TrustRegression Programs TrustProgram.
Import ListNotations.
Open Scope field_scope.

Section Rational.
Context {K : ordered_field}.
Add Field K_f : (K_field K) (morphism (of_Q_morph K), constants [f_cst], setoid (K_setoid K) (K_ext K)).

(** [k] is the rational number [q] in K. *)
Definition is (q : Q_field) (k : K) : Prop := @of_Q K q == k.

(** Vectors and matrices in K. *)
Definition into (f : nat -> Q_field) : nat -> K := fun i => of_Q (f i).
Definition into2 (f : nat -> nat -> Q_field) : nat -> nat -> K := fun i j => of_Q (f i j).
Definition into_bound (f : nat -> option Q_field) : nat -> option K := fun j => option_map (@of_Q K) (f j).

Lemma is_into f i : is (f i) (into f i). Proof. unfold is. reflexivity. Qed.
Lemma is_into2 f i j : is (f i j) (into2 f i j). Proof. unfold is. reflexivity. Qed.
Lemma is_of q : is q (of_Q q). Proof. unfold is. reflexivity. Qed.
Lemma is_zero : is 0 0. Proof. apply (morph0 (of_Q_morph K)). Qed.
Lemma is_one : is 1 1. Proof. apply (morph1 (of_Q_morph K)). Qed.
Lemma is_opp p k : is p k -> is (- p) (- k).
Proof. unfold is. intros E. rewrite <- E. apply (morph_opp (of_Q_morph K)). Qed.
Lemma is_add p q k l : is p k -> is q l -> is (p + q) (k + l).
Proof. unfold is. intros E F. rewrite <- E, <- F. apply (morph_add (of_Q_morph K)). Qed.
Lemma is_sub p q k l : is p k -> is q l -> is (p - q) (k - l).
Proof. unfold is. intros E F. rewrite <- E, <- F. apply (morph_sub (of_Q_morph K)). Qed.
Lemma is_mul p q k l : is p k -> is q l -> is (p * q) (k * l).
Proof. unfold is. intros E F. rewrite <- E, <- F. apply (morph_mul (of_Q_morph K)). Qed.

Lemma is_lt p q k l : is p k -> is q l -> p < q -> k < l.
Proof. unfold is. intros E F L. rewrite <- E, <- F. apply of_Q_lt, L. Qed.
Lemma is_le p q k l : is p k -> is q l -> p <= q -> k <= l.
Proof. unfold is. intros E F L. rewrite <- E, <- F. apply of_Q_le, L. Qed.
Lemma is_eq p q k l : is p k -> is q l -> p == q -> k == l.
Proof. unfold is. intros E F L. rewrite <- E, <- F. apply of_Q_eq, L. Qed.

Lemma is_abs p k : is p k -> is (fabs p) (fabs k).
Proof.
  intros E. destruct (abs_spec p) as [[P A] | [P A]]; unfold is.
  - assert (B : @of_Q K (fabs p) == of_Q p) by (apply of_Q_eq, A). rewrite B. rewrite E.
    pose proof (is_le 0 p 0 k is_zero E P). pose proof (abs_spec k). fra.
  - assert (B : @of_Q K (fabs p) == of_Q (- p)) by (apply of_Q_eq, A). rewrite B.
    pose proof (is_opp p k E) as O. unfold is in O. rewrite O.
    pose proof (is_le p 0 k 0 E is_zero P). pose proof (abs_spec k). fra.
Qed.

Lemma is_over S f g : (forall i, is (f i) (g i)) -> is (over S f) (over S g).
Proof. intros E. induction S as [| i S IH]; simpl; [apply is_zero | apply is_add; [apply E | exact IH]]. Qed.
Lemma is_unit i l : is (unit_entry i l) (unit_entry i l).
Proof. unfold unit_entry. destruct (i =? l)%nat; [apply is_one | apply is_zero]. Qed.
Lemma is_if (t : bool) p q k l : is p k -> is q l -> is (if t then p else q) (if t then k else l).
Proof. destruct t; auto. Qed.

Ltac same_number := repeat first
  [apply is_of | apply is_into | apply is_into2 | apply is_unit | apply is_zero | apply is_one | apply is_add | apply
    is_sub | apply is_mul
  | apply is_opp | apply is_abs | apply is_if | apply is_over; intros].

(** ** T1 *)

Theorem T1_rational m n (weight ridge : nat -> Q_field) :
  (forall a, (a < m)%nat -> 0 <= weight a) -> (forall j, (j < n)%nat -> 0 <= ridge j) ->
  forall (A : nat -> nat -> Q_field) (y threshold eps : nat -> Q_field) (eps_y : Q_field) (g : nat -> Q_field)
    S (s x w : nat -> Q_field) (M N : nat -> nat -> Q_field),
  T1_1 n threshold g S s w -> T1_2 m weight ridge A y threshold eps eps_y g S s x w M -> T1_3 S s x w ->
  T1_4 m n weight ridge A y threshold eps eps_y g S s x w N ->
  forall (A' : nat -> nat -> K) (y' l' : nat -> K),
  TrustRegression.in_box m n (into2 A) (into y) (into threshold) (into eps) (of_Q eps_y) (into g) A' y' l' ->
  exists z,
    (minimises m n (into weight) (into ridge) A' y' l' z /\
     forall z', minimises m n (into weight) (into ridge) A' y' l' z' -> forall j, (j < n)%nat -> z' j == z j) /\
    (forall j, (j < n)%nat -> ~ In j S -> z j == 0) /\
    (forall i, In i S -> fabs (z i - into x i) < into w i) /\
    forall i, In i S -> ~ s i == 0 -> 0 < into s i * z i.
Proof.
  intros W R A y threshold eps eps_y g S s x w M N (D & Pw & Sg) H2 H3 H4 A' y' l' Box.
  assert (Zero : forall i, into s i == 0 <-> s i == 0).
  { intros i. split.
    - intros E. destruct (eq_dec (s i) 0) as [Z | Z]; [exact Z | exfalso].
      destruct (lt_le_dec (s i) 0) as [L | L]; [| destruct (lt_le_dec 0 (s i)) as [L' | L']].
      + apply (lt_neq _ _ (is_lt (s i) 0 (into s i) 0 (is_into s i) is_zero L) E).
      + apply (lt_neq _ _ (is_lt 0 (s i) 0 (into s i) is_zero (is_into s i) L')). symmetry. exact E.
      + apply Z, le_antisym; assumption.
    - apply is_eq; [apply is_into | apply is_zero]. }
  destruct (T1_regression m n (into weight) (into ridge))
    with (A := into2 A) (y := into y) (threshold := into threshold)
    (eps := into eps) (eps_y := @of_Q K eps_y) (g := into g) (S := S) (s := into s) (x := into x) (w := into w)
    (M := into2 M) (N := into2 N) (A' := A') (y' := y') (l' := l') as (z & Z1 & Z2 & Z3 & Z4 & _).
  - intros a Ha. apply (is_le 0 (weight a)); [apply is_zero | apply is_into | auto].
  - intros j Hj. apply (is_le 0 (ridge j)); [apply is_zero | apply is_into | auto].
  - split; [exact D | split].
    + intros i Hi. destruct (Pw i Hi) as [Hn P]. split; [exact Hn |].
      apply (is_lt 0 (w i)); [apply is_zero | apply is_into | exact P].
    + intros i Hi. destruct (Sg i Hi) as [E | [E | (E & F & G)]].
      * left. apply (is_eq (s i) 1); [apply is_into | apply is_one | exact E].
      * right. left. apply (is_eq (s i) (-(1))); [apply is_into | apply is_opp, is_one | exact E].
      * right. right. split; [apply Zero, E | split].
        -- apply (is_eq (threshold i) 0); [apply is_into | apply is_zero | exact F].
        -- apply (is_eq (g i) 0); [apply is_into | apply is_zero | exact G].
  - intros i Hi. refine (is_lt _ _ _ _ _ (is_into w i) (H2 i Hi)).
    unfold side_on, inner, norm, fit, b, rho, kappa_on, size, omega, gram, mass, norm, inner, column. same_number.
  - intros i Hi Ni. apply (is_lt (w i) (s i * x i)); [apply is_into | same_number | apply H3; [exact Hi |]].
    intros E. apply Ni, Zero, E.
  - intros j Hj Nj. refine (is_lt _ _ _ _ _ (is_into threshold j) (H4 j Hj Nj)).
    unfold side_off, inner, norm, fit, q, rho, kappa_off, size, omega, gram, mass, norm, inner, column. same_number.
  - exact Box.
  - exists z. split; [exact Z1 | split; [exact Z2 | split; [exact Z3 |]]].
    intros i Hi Ni. apply Z4; [exact Hi |]. intros E. apply Ni, Zero, E.
Qed.
(** ** T2 *)

Lemma into_equals (bound : option Q_field) (t : Q_field) : equals bound t ->
  equals (option_map (@of_Q K) bound) (@of_Q K t).
Proof. destruct bound as [s |]; simpl; [apply of_Q_eq | tauto]. Qed.
Lemma into_at_least (bound : option Q_field) (t : Q_field) : at_least bound t ->
  at_least (option_map (@of_Q K) bound) (@of_Q K t).
Proof. destruct bound as [s |]; simpl; [apply of_Q_le | tauto]. Qed.
Lemma into_at_most (bound : option Q_field) (t : Q_field) : at_most bound t ->
  at_most (option_map (@of_Q K) bound) (@of_Q K t).
Proof. destruct bound as [s |]; simpl; [apply of_Q_le | tauto]. Qed.
Lemma into_above (bound : option Q_field) (t : Q_field) k : is t k -> above bound t ->
  above (option_map (@of_Q K) bound) k.
Proof. intros E. destruct bound as [s |]; [apply (is_lt s t _ _ (is_of s) E) | auto]. Qed.
Lemma into_under (bound : option Q_field) (t : Q_field) k : is t k -> under bound t ->
  under (option_map (@of_Q K) bound) k.
Proof. intros E. destruct bound as [s |]; [apply (is_lt t s _ _ E (is_of s)) | auto]. Qed.

Theorem T2_rational m n (lower upper : nat -> option Q_field) (A : nat -> nat -> Q_field) (b c : nat -> Q_field)
    (E : nat -> nat -> Q_field) (f g : nat -> Q_field) B where_is (x u w v : nat -> Q_field) (M : nat -> nat ->
      Q_field) :
  T2_1 m n lower upper B where_is x w v -> T2_2 m n A b E f B x w M -> T2_3 lower upper B x w ->
  T2_4 m A c E g B u v M -> T2_5 m n A c E g B where_is u v M ->
  forall (A' : nat -> nat -> K) (b' c' : nat -> K),
  TrustProgram.in_box m n (into2 A) (into b) (into c) (into2 E) (into f) (into g) A' b' c' ->
  (forall e, (forall a, (a < m)%nat -> over B (fun i => A' a i * e i) == 0) -> forall i, In i B -> e i == 0) /\
  exists x',
    (optimal m n (into_bound lower) (into_bound upper) A' b' c' x' /\
     forall x'', optimal m n (into_bound lower) (into_bound upper) A' b' c' x'' -> forall j, (j < n)%nat ->
       x'' j == x' j) /\
    (forall j, (j < n)%nat -> ~ In j B -> x' j == into x j) /\
    forall i, In i B -> fabs (x' i - into x i) < into w i /\ above (into_bound lower i) (x' i) /\
      under (into_bound upper i) (x' i).
Proof.
  intros (D & Len & Pw & Pv & Pl) H2 H3 H4 H5 A' b' c' Box.
  destruct (T2_program m n (into_bound lower) (into_bound upper)) with (A := into2 A) (b := into b) (c := into c)
    (E := into2 E) (f := into f) (g := into g) (B := B) (where_is := where_is) (x := into x) (u := into u) (w := into w)
    (v := into v) (M := into2 M) (A' := A') (b' := b') (c' := c') as [Inv (x' & u' & Z1 & Z2 & Z3 & _)].
  - split; [exact D | split; [exact Len | split; [| split]]].
    + intros i Hi. destruct (Pw i Hi) as [Hn P]. split; [exact Hn |].
      apply (is_lt 0 (w i)); [apply is_zero | apply is_into | exact P].
    + intros a Ha. apply (is_lt 0 (v a)); [apply is_zero | apply is_into | auto].
    + intros j Hj Nj. specialize (Pl j Hj Nj). unfold into_bound, into.
      destruct (where_is j), Pl as [P Q]; split;
        first [apply into_equals; assumption | apply into_at_least; assumption | apply into_at_most; assumption].
  - intros i Hi. refine (is_lt _ _ _ _ _ (is_into w i) (H2 i Hi)). unfold primal_side, primal_defect, row_radius.
    same_number.
  - intros i Hi. destruct (H3 i Hi) as [L U].
    split; [apply (into_above _ (x i - w i)) | apply (into_under _ (x i + w i))]; try assumption; same_number.
  - intros a Ha. refine (is_lt _ _ _ _ _ (is_into v a) (H4 a Ha)). unfold dual_side, reduced_cost, cost_radius.
    same_number.
  - intros j Hj Nj. specialize (H5 j Hj Nj).
    assert (Bound : is (cost_side m A E g B u v M j) (cost_side m (into2 A) (into2 E) (into g) B (into u) (into v)
      (into2 M) j))
      by (unfold cost_side, cost_radius, rest, in_basis; same_number).
    assert (Est : is (estimate m A c B u M j) (estimate m (into2 A) (into c) B (into u) (into2 M) j))
      by (unfold estimate, reduced_cost, in_basis; same_number).
    destruct (where_is j); [apply (is_lt _ _ _ _ Bound Est H5) | | exact I].
    apply (is_lt _ _ _ _ Bound (is_opp _ _ Est) H5).
  - exact Box.
  - split; [exact Inv |]. exists x'. split; [exact Z1 | split; [exact Z2 | exact Z3]].
Qed.
End Rational.
