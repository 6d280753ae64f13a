(** * T2: the optimal basis of a linear program is the same for all data in a box

    min <c, x> subject to Ax = b, l <= x <= u, bounds may be absent.  A witness is a basis B of m columns, a bound for
    every other column, and numbers x, u, M, w, v of which nothing is assumed; if it satisfies four families of
    inequalities, then for all data in the box A_B is invertible, there is one minimiser, it is the basic solution of B,
    strictly between the bounds on B, and its reduced costs off B have strict signs (where the bounds do not fix x_j).

    Idea.  M is near the inverse of A_B.  The errors of x and of the dual vector u solve contracting systems, so they
    are below w and v ([inverse_solution]).  Then <c, x> - <c, x'> is the sum of the reduced costs times x_j - x'_j, and
    no term is negative. *)

From Coq Require Import ZArith QArith Lia PeanoNat List Setoid Morphisms.
From Barriers Require Import OrderedFields LinearSystems Programs.
Import ListNotations.
Open Scope field_scope.

(** Where a column off the basis is: at its lower bound, at its upper bound, or fixed because the two are equal. *)
Inductive place := AtLower | AtUpper | Fixed.

Section Programs.
Context {K : ordered_field}.
Add Field K_f : (K_field K) (morphism (of_Q_morph K), constants [f_cst], setoid (K_setoid K) (K_ext K)).

(** [m] rows, [n] columns, and their bounds. *)
Variables (m n : nat) (lower upper : nat -> option K).
Implicit Types (A E : nat -> nat -> K) (b c x u : nat -> K).
Local Notation reduced_cost := (Programs.reduced_cost m).
Local Notation feasible := (Programs.feasible m n lower upper).
Local Notation optimal := (Programs.optimal m n lower upper).

(** ** Boxes and witnesses *)

Section Box.
Variables (A : nat -> nat -> K) (b c : nat -> K).
(** The radii of the entries of A, b, c. *)
Variables (E : nat -> nat -> K) (f g : nat -> K).

Definition in_box A' b' c' : Prop :=
  (forall a j, (a < m)%nat -> (j < n)%nat -> fabs (A' a j - A a j) <= E a j) /\
  (forall a, (a < m)%nat -> fabs (b' a - b a) <= f a) /\ forall j, (j < n)%nat -> fabs (c' j - c j) <= g j.

(** [M i a] for i in B and a row a; [x] is the bound off B. *)
Variables (B : list nat) (where_is : nat -> place) (x u w v : nat -> K) (M : nat -> nat -> K).

Definition primal_defect (a : nat) : K := b a - over (below n) (fun j => A a j * x j).
Definition row_radius (a : nat) : K := f a + over (below n) (fun j => E a j * fabs (x j)).
Definition cost_radius (j : nat) : K := g j + over (below m) (fun a => E a j * fabs (u a)).
(** N_j = M A_j, T_j = A_j - A_B N_j, z_j *)
Definition in_basis (j i : nat) : K := over (below m) (fun a => M i a * A a j).
Definition rest (j a : nat) : K := A a j - over B (fun i => A a i * in_basis j i).
Definition estimate (j : nat) : K :=
  reduced_cost A c u j - over B (fun i => in_basis j i * reduced_cost A c u i).

Definition T2_1 : Prop :=
  NoDup B /\ length B = m /\ (forall i, In i B -> (i < n)%nat /\ 0 < w i) /\ (forall a, (a < m)%nat -> 0 < v a) /\
  forall j, (j < n)%nat -> ~ In j B ->
    match where_is j with
    | AtLower => equals (lower j) (x j) /\ at_most (upper j) (x j)
    | AtUpper => equals (upper j) (x j) /\ at_least (lower j) (x j)
    | Fixed => equals (lower j) (x j) /\ equals (upper j) (x j)
    end.

(** By how much x_i, u_a and the reduced cost of column j may differ from x_i, u_a, z_j. *)
Definition primal_side (i : nat) : K :=
  fabs (over (below m) (fun a => M i a * primal_defect a)) + over (below m) (fun a => fabs (M i a) * row_radius a) +
  over B (fun l => (fabs (unit_entry i l - over (below m) (fun a => M i a * A a l)) +
    over (below m) (fun a => fabs (M i a) * E a l)) * w l).

Definition dual_side (a : nat) : K :=
  fabs (over B (fun i => M i a * reduced_cost A c u i)) + over B (fun i => fabs (M i a) * cost_radius i) +
  over (below m) (fun k => (fabs (unit_entry a k - over B (fun i => A k i * M i a)) +
    over B (fun i => E k i * fabs (M i a))) * v k).

Definition cost_side (j : nat) : K :=
  cost_radius j + over B (fun i => fabs (in_basis j i) * cost_radius i) +
  over (below m) (fun a => (fabs (rest j a) + E a j + over B (fun i => E a i * fabs (in_basis j i))) * v a).

Definition T2_2 : Prop := forall i, In i B -> primal_side i < w i.

Definition T2_3 : Prop := forall i, In i B -> above (lower i) (x i - w i) /\ under (upper i) (x i + w i).

Definition T2_4 : Prop := forall a, (a < m)%nat -> dual_side a < v a.

Definition T2_5 : Prop := forall j, (j < n)%nat -> ~ In j B ->
  match where_is j with
  | AtLower => cost_side j < estimate j
  | AtUpper => cost_side j < - estimate j
  | Fixed => True
  end.

End Box.

(** ** T2 *)

Section Trusted.
Variables (A : nat -> nat -> K) (b c : nat -> K) (E : nat -> nat -> K) (f g : nat -> K).
Variables (B : list nat) (where_is : nat -> place) (x u w v : nat -> K) (M : nat -> nat -> K).
Hypothesis shape : T2_1 B where_is x w v.
Hypothesis primal : T2_2 A b E f B x w M.
Hypothesis inside : T2_3 B x w.
Hypothesis dual : T2_4 A c E g B u v M.
Hypothesis strict : T2_5 A c E g B where_is u v M.
Variables (A' : nat -> nat -> K) (b' c' : nat -> K).
Hypothesis box : in_box A b c E f g A' b' c'.

Lemma B_distinct : NoDup B. Proof. apply shape. Qed.
Lemma B_length : length B = m. Proof. apply shape. Qed.
Lemma B_small i : In i B -> (i < n)%nat. Proof. intros H. apply shape, H. Qed.
Lemma w_positive i : In i B -> 0 < w i. Proof. intros H. apply shape, H. Qed.
Lemma v_positive a : In a (below m) -> 0 < v a. Proof. intros H. apply shape, in_below, H. Qed.
Lemma A_near a j : In a (below m) -> (j < n)%nat -> fabs (A' a j - A a j) <= E a j.
Proof. intros H. apply box, in_below, H. Qed.

(** Products with an entry that moves by its radius at most. *)
Lemma product_near (s s' t e : K) : fabs (s' - s) <= e -> fabs (t * s' - t * s) <= fabs t * e.
Proof.
  intros L. setoid_replace (t * s' - t * s) with (t * (s' - s)) by ring. rewrite abs_mult. pose proof (abs_nonneg t).
  assert (0 <= fabs t * (e - fabs (s' - s))) by (apply mult_nonneg; fra). fra.
Qed.

(** A sum moves by the sum of the bounds, so does its modulus. *)
Lemma sum_near S (p p' t : nat -> K) : (forall i, In i S -> fabs (p' i - p i) <= t i) ->
  fabs (over S p' - over S p) <= over S t.
Proof. intros H. rewrite <- over_minus. apply over_abs, H. Qed.

Lemma moved_modulus (s s' e : K) : fabs (s' - s) <= e -> fabs s' <= fabs s + e.
Proof. intros L. pose proof (abs_spec s). pose proof (abs_spec s'). apply abs_le_condition in L. fra. Qed.

Lemma primal_near a : In a (below m) -> fabs (primal_defect A' b' x a - primal_defect A b x a) <= row_radius E f x a.
Proof.
  intros Ha. unfold primal_defect, row_radius.
  assert (L : fabs (over (below n) (fun j => A' a j * x j) - over (below n) (fun j => A a j * x j)) <=
    over (below n) (fun j => E a j * fabs (x j))).
  { apply sum_near. intros j Hj. apply in_below in Hj. pose proof (product_near _ _ (x j) _ (A_near a j Ha Hj)) as P.
    setoid_replace (A' a j * x j - A a j * x j) with (x j * A' a j - x j * A a j) by ring. fra. }
  assert (L' : fabs (b' a - b a) <= f a) by (apply box, in_below, Ha).
  apply abs_le_condition in L. apply abs_le_condition in L'. apply abs_le_condition. fra.
Qed.

Lemma dual_near j : (j < n)%nat -> fabs (reduced_cost A' c' u j - reduced_cost A c u j) <= cost_radius E g u j.
Proof.
  intros Hj. unfold Programs.reduced_cost, cost_radius.
  assert (L : fabs (over (below m) (fun a => A' a j * u a) - over (below m) (fun a => A a j * u a)) <=
    over (below m) (fun a => E a j * fabs (u a))).
  { apply sum_near. intros a Ha. pose proof (product_near _ _ (u a) _ (A_near a j Ha Hj)) as P.
    setoid_replace (A' a j * u a - A a j * u a) with (u a * A' a j - u a * A a j) by ring. fra. }
  assert (L' : fabs (c' j - c j) <= g j) by (apply box, Hj).
  apply abs_le_condition in L. apply abs_le_condition in L'. apply abs_le_condition. fra.
Qed.

Let R i l := fabs (unit_entry i l - over (below m) (fun a => M i a * A a l)) +
  over (below m) (fun a => fabs (M i a) * E a l).
Let R_dual a k := fabs (unit_entry a k - over B (fun i => A k i * M i a)) + over B (fun i => E k i * fabs (M i a)).

Lemma defect i l : In i B -> In l B -> fabs (unit_entry i l - over (below m) (fun a => M i a * A' a l)) <= R i l.
Proof.
  intros Hi Hl. unfold R. apply moved_modulus.
  assert (L : fabs (over (below m) (fun a => M i a * A' a l) - over (below m) (fun a => M i a * A a l)) <=
    over (below m) (fun a => fabs (M i a) * E a l)).
  { apply sum_near. intros a Ha. apply product_near, A_near; [exact Ha | apply B_small, Hl]. }
  apply abs_le_condition in L. apply abs_le_condition. fra.
Qed.

Lemma defect_dual a k : In a (below m) -> In k (below m) ->
  fabs (unit_entry a k - over B (fun i => M i a * A' k i)) <= R_dual a k.
Proof.
  intros Ha Hk. unfold R_dual. apply moved_modulus.
  assert (L : fabs (over B (fun i => M i a * A' k i) - over B (fun i => A k i * M i a)) <=
    over B (fun i => E k i * fabs (M i a))).
  { apply sum_near. intros i Hi. pose proof (product_near _ _ (M i a) _ (A_near k i Hk (B_small i Hi))) as P.
    setoid_replace (A k i * M i a) with (M i a * A k i) by ring. fra. }
  apply abs_le_condition in L. apply abs_le_condition. fra.
Qed.

Theorem T2_program :
  (forall e, (forall a, (a < m)%nat -> over B (fun i => A' a i * e i) == 0) -> forall i, In i B -> e i == 0) /\
  exists x' u',
    (optimal A' b' c' x' /\ forall x'', optimal A' b' c' x'' -> forall j, (j < n)%nat -> x'' j == x' j) /\
    (forall j, (j < n)%nat -> ~ In j B -> x' j == x j) /\
    (forall i, In i B -> fabs (x' i - x i) < w i /\ above (lower i) (x' i) /\ under (upper i) (x' i)) /\
    (forall a, (a < m)%nat -> fabs (u' a - u a) < v a) /\
    (forall i, In i B -> reduced_cost A' c' u' i == 0) /\
    forall j, (j < n)%nat -> ~ In j B ->
      match where_is j with AtLower => 0 < reduced_cost A' c' u' j | AtUpper => reduced_cost A' c' u' j < 0 | Fixed =>
        True end.
Proof.
  assert (Len : length (below m) = length B) by (rewrite below_length, B_length; reflexivity).
  assert (Small : forall i, In i B -> over B (fun l => R i l * w l) < w i).
  { intros i Hi. pose proof (primal i Hi) as P. unfold primal_side in P. fold (R i) in P.
    pose proof (abs_nonneg (over (below m) (fun a => M i a * primal_defect A b x a))).
    assert (0 <= over (below m) (fun a => fabs (M i a) * row_radius E f x a)).
    { apply over_nonneg. intros a Ha. pose proof (primal_near a Ha).
      pose proof (abs_nonneg (primal_defect A' b' x a - primal_defect A b x a)).
      apply mult_nonneg; [apply abs_nonneg | fra]. }
    unfold R. fra. }
  pose proof (inverse_injective (below m) B A' M R w B_distinct w_positive defect Small) as Inj.
  assert (Inj' : forall e, (forall a, (a < m)%nat -> over B (fun i => A' a i * e i) == 0) -> forall i, In i B ->
    e i == 0).
  { intros e H. apply Inj. intros a Ha. apply H, in_below, Ha. }
  split; [exact Inj' |].
  (* the primal solution *)
  destruct (inverse_solution (below m) B A' M R w
    (fun i => fabs (over (below m) (fun a => M i a * primal_defect A b x a)) +
      over (below m) (fun a => fabs (M i a) * row_radius E f x a)) B_distinct Len w_positive defect
    (primal_defect A' b' x)) as (e & Ee & We).
  { intros i Hi. apply moved_modulus, sum_near. intros a Ha. apply product_near, primal_near, Ha. }
  { exact primal. }
  pose (x' j := if in_dec Nat.eq_dec j B then x j + e j else x j).
  assert (On : forall i, In i B -> x' i == x i + e i).
  { intros i Hi. unfold x'. destruct (in_dec Nat.eq_dec i B); [reflexivity | contradiction]. }
  assert (Off : forall j, ~ In j B -> x' j == x j).
  { intros j Hj. unfold x'. destruct (in_dec Nat.eq_dec j B); [contradiction | reflexivity]. }
  assert (Rows : forall a, (a < m)%nat -> over (below n) (fun j => A' a j * x' j) == b' a).
  { intros a Ha. pose proof (Ee a (proj2 (in_below m a) Ha)) as Ea. unfold primal_defect in Ea.
    assert (D : over (below n) (fun j => A' a j * x' j - A' a j * x j) == over B (fun l => A' a l * e l)).
    { rewrite (over_support n B _ B_distinct B_small).
      - apply over_same. intros l Hl. rewrite (On l Hl). ring.
      - intros j _ Hj. rewrite (Off j Hj). ring. }
    rewrite over_minus, Ea in D. fra. }
  assert (Width : forall i, In i B -> fabs (x' i - x i) < w i).
  { intros i Hi. assert (F : x' i - x i == e i) by (rewrite (On i Hi); ring). rewrite F. apply We, Hi. }
  assert (Between : forall i, In i B -> above (lower i) (x' i) /\ under (upper i) (x' i)).
  { intros i Hi. pose proof (Width i Hi) as L. apply abs_lt_condition in L. destruct (inside i Hi) as [I1 I2].
    unfold above, under in *. destruct (lower i), (upper i); split; auto; fra. }
  assert (Feasible : feasible A' b' x').
  { split; [exact Rows |]. intros j Hj. destruct (in_dec Nat.eq_dec j B) as [H | H].
    - destruct (Between j H) as [I1 I2]. unfold above, under, at_least, at_most in *.
      destruct (lower j), (upper j); split; auto; fra.
    - destruct shape as (_ & _ & _ & _ & P). specialize (P j Hj H). pose proof (Off j H) as Z.
      unfold equals, at_least, at_most in *.
      destruct (where_is j), (lower j), (upper j), P; split; auto; try contradiction; fra. }
  (* the dual solution *)
  destruct (inverse_solution B (below m) (fun i k => A' k i) (fun a i => M i a) R_dual v
    (fun a => fabs (over B (fun i => M i a * reduced_cost A c u i)) +
      over B (fun i => fabs (M i a) * cost_radius E g u i))
    (below_distinct m) (eq_sym Len) v_positive defect_dual (reduced_cost A' c' u)) as (d & Ed & Wd).
  { intros a Ha. apply moved_modulus, sum_near. intros i Hi. apply product_near, dual_near, B_small, Hi. }
  { intros a Ha. apply dual, in_below, Ha. }
  pose (u' a := u a + d a).
  assert (Dual : forall j, reduced_cost A' c' u' j == reduced_cost A' c' u j - over (below m) (fun a => A' a j * d a)).
  { intros j. unfold Programs.reduced_cost, u'.
    rewrite (over_same _ (fun a => A' a j * (u a + d a)) (fun a => A' a j * u a + A' a j * d a))
      by (intros; ring). rewrite over_plus. ring. }
  assert (Basic : forall i, In i B -> reduced_cost A' c' u' i == 0).
  { intros i Hi. rewrite Dual, (Ed i Hi). ring. }
  assert (Reduced : forall j, (j < n)%nat ->
    fabs (reduced_cost A' c' u' j - estimate A c B u M j) <= cost_side A E g B u v M j).
  { intros j Hj. rewrite Dual. set (N := in_basis A M j).
    assert (F : over (below m) (fun a => A' a j * d a) == over B (fun i => N i * reduced_cost A' c' u i) +
      over (below m) (fun a => (A' a j - over B (fun i => A' a i * N i)) * d a)).
    { assert (G : over B (fun i => N i * reduced_cost A' c' u i) ==
        over (below m) (fun a => over B (fun i => A' a i * N i) * d a)).
      { transitivity (over B (fun i => over (below m) (fun a => A' a i * N i * d a))).
        - apply over_same. intros i Hi. rewrite <- (Ed i Hi), <- over_scale. apply over_same. intros. ring.
        - rewrite over_swap. apply over_same. intros a _. rewrite over_scale_right. reflexivity. }
      rewrite G, <- over_plus. apply over_same. intros. ring. }
    rewrite F. pose proof (dual_near j Hj) as L1.
    assert (L2 : fabs (over B (fun i => N i * reduced_cost A' c' u i) - over B (fun i => N i * reduced_cost A c u i)) <=
      over B (fun i => fabs (N i) * cost_radius E g u i)).
    { apply sum_near. intros i Hi. apply product_near, dual_near, B_small, Hi. }
    assert (L3 : fabs (over (below m) (fun a => (A' a j - over B (fun i => A' a i * N i)) * d a)) <=
      over (below m) (fun a => (fabs (rest A B M j a) + E a j + over B (fun i => E a i * fabs (N i))) * v a)).
    { apply over_abs. intros a Ha. rewrite abs_mult.
      assert (P : fabs (over B (fun i => A' a i * N i) - over B (fun i => A a i * N i)) <=
        over B (fun i => E a i * fabs (N i))).
      { apply sum_near. intros i Hi. pose proof (product_near _ _ (N i) _ (A_near a i Ha (B_small i Hi))) as P.
        setoid_replace (A' a i * N i - A a i * N i) with (N i * A' a i - N i * A a i) by ring. fra. }
      pose proof (A_near a j Ha Hj) as Q.
      assert (T : fabs (A' a j - over B (fun i => A' a i * N i)) <=
        fabs (rest A B M j a) + (E a j + over B (fun i => E a i * fabs (N i)))).
      { apply moved_modulus. unfold rest. fold N. apply abs_le_condition in P. apply abs_le_condition in Q.
        apply abs_le_condition. fra. }
      pose proof (Wd a Ha) as L. pose proof (abs_nonneg (d a)). pose proof (v_positive a Ha).
      set (t := fabs (A' a j - over B (fun i => A' a i * N i))) in *. assert (0 <= t) by apply abs_nonneg.
      assert (0 <= t * (v a - fabs (d a))) by (apply mult_nonneg; fra).
      assert (0 <= (fabs (rest A B M j a) + (E a j + over B (fun i => E a i * fabs (N i))) - t) * v a)
        by (apply mult_nonneg; fra). fra. }
    unfold estimate, cost_side. fold N.
    set (t1 := reduced_cost A' c' u j) in *. set (t0 := reduced_cost A c u j) in *.
    apply abs_le_condition in L1. apply abs_le_condition in L2. apply abs_le_condition in L3. apply abs_le_condition.
    fra. }
  assert (Signs : forall j, (j < n)%nat -> ~ In j B -> match where_is j with
    AtLower => 0 < reduced_cost A' c' u' j | AtUpper => reduced_cost A' c' u' j < 0 | Fixed => True end).
  { intros j Hj H. pose proof (strict j Hj H) as T. pose proof (Reduced j Hj) as L. apply abs_le_condition in L.
    destruct (where_is j); auto; fra. }
  assert (Complementary : forall j, (j < n)%nat -> (0 < reduced_cost A' c' u' j -> equals (lower j) (x' j)) /\
    (reduced_cost A' c' u' j < 0 -> equals (upper j) (x' j))).
  { intros j Hj. destruct (in_dec Nat.eq_dec j B) as [H | H]; [pose proof (Basic j H); split; fra |].
    pose proof (Signs j Hj H) as Z. destruct shape as (_ & _ & _ & _ & P). specialize (P j Hj H).
    pose proof (Off j H) as O.
    assert (Same : forall bound, equals bound (x j) -> equals bound (x' j)) by (intros [t |] T; simpl in *;
      [fra | exact T]).
    destruct (where_is j), P as [P1 P2].
    - split; [intros _; apply Same, P1 | fra].
    - split; [fra | intros _; apply Same, P1].
    - split; intros _; apply Same; assumption. }
  exists x', u'. split; [split |].
  - apply (T0_optimal m n lower upper A' b' c' x' u' Feasible Complementary).
  - apply (T0_one_optimal m n lower upper A' b' c' x' u' Feasible Complementary B B_distinct B_small); [| exact Inj'].
    intros j Hj Z H. pose proof (Signs j Hj H) as Sj. destruct shape as (_ & _ & _ & _ & P). specialize (P j Hj H).
    pose proof (Off j H) as O. unfold equals in *. destruct (where_is j); [fra | fra |].
    destruct (lower j), (upper j), P; try contradiction; fra.
  - split; [intros j _ H; apply Off, H |]. split; [intros i Hi; split; [apply Width | apply Between]; exact Hi |].
    split; [| split; [exact Basic | exact Signs]]. intros a Ha. unfold u'.
    assert (F : u a + d a - u a == d a) by ring. rewrite F. apply Wd, in_below, Ha.
Qed.
End Trusted.
End Programs.
