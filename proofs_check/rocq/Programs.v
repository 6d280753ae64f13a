(** * Linear programs; T0: one minimiser, none because infeasible, none because unbounded

    min <c, x> subject to Ax = b, l <= x <= u, where bounds may be absent.  With a vector u and the reduced costs z = c
    - A^T u, a feasible x is a minimiser if x_j = l_j where z_j > 0 and x_j = u_j where z_j < 0.  It is the only one if
    the columns with z_j = 0 whose bounds are not equal are independent.

    Idea.  <c, x'> - <c, x> is the sum of the z_j (x'_j - x_j), and no term is negative ([objective_difference]). *)

From Coq Require Import ZArith QArith Lia PeanoNat List Setoid Morphisms.
From Barriers Require Import OrderedFields LinearSystems.
Import ListNotations.
Open Scope field_scope.

Section Programs.
Context {K : ordered_field}.
Add Field K_f : (K_field K) (morphism (of_Q_morph K), constants [f_cst], setoid (K_setoid K) (K_ext K)).

(** [m] rows, [n] columns, and their bounds. *)
Variables (m n : nat) (lower upper : nat -> option K).
Implicit Types (A E : nat -> nat -> K) (b c x u : nat -> K).

(** ** The problem *)

Definition at_least (bound : option K) (t : K) : Prop := match bound with Some s => s <= t | None => True end.
Definition at_most (bound : option K) (t : K) : Prop := match bound with Some s => t <= s | None => True end.
Definition above (bound : option K) (t : K) : Prop := match bound with Some s => s < t | None => True end.
Definition under (bound : option K) (t : K) : Prop := match bound with Some s => t < s | None => True end.
Definition equals (bound : option K) (t : K) : Prop := match bound with Some s => s == t | None => False end.

Definition feasible A b x : Prop :=
  (forall a, (a < m)%nat -> over (below n) (fun j => A a j * x j) == b a) /\
  forall j, (j < n)%nat -> at_least (lower j) (x j) /\ at_most (upper j) (x j).

Definition objective c x : K := over (below n) (fun j => c j * x j).

Definition optimal A b c x : Prop := feasible A b x /\ forall x', feasible A b x' -> objective c x <= objective c x'.

(** ** Optimality *)

(** z_j = c_j - <A_j, u> *)
Definition reduced_cost A c u (j : nat) : K := c j - over (below m) (fun a => A a j * u a).

Lemma objective_difference A b c u x x' : feasible A b x -> feasible A b x' -> objective c x' - objective c x ==
  over (below n) (fun j => reduced_cost A c u j * (x' j - x j)).
Proof.
  intros [X _] [X' _]. unfold objective. rewrite <- over_minus.
  assert (Z : over (below n) (fun j => over (below m) (fun a => A a j * u a) * (x' j - x j)) == 0).
  { transitivity (over (below m) (fun a => u a *
      (over (below n) (fun j => A a j * x' j) - over (below n) (fun j => A a j * x j)))).
    - transitivity (over (below n) (fun j => over (below m) (fun a => u a * (A a j * x' j - A a j * x j)))).
      + apply over_same. intros j _. rewrite <- over_scale_right. apply over_same. intros. ring.
      + rewrite over_swap. apply over_same. intros a _. rewrite over_scale, over_minus. reflexivity.
    - apply over_zero. intros a Ha. apply in_below in Ha. rewrite (X a Ha), (X' a Ha). ring. }
  transitivity (over (below n) (fun j => c j * x' j - c j * x j) -
    over (below n) (fun j => over (below m) (fun a => A a j * u a) * (x' j - x j))); [rewrite Z; ring |].
  rewrite <- over_minus. apply over_same. intros j _. unfold reduced_cost. ring.
Qed.

Section Minimiser.
Variables (A : nat -> nat -> K) (b c x u : nat -> K).
Hypothesis x_feasible : feasible A b x.
Hypothesis complementary : forall j, (j < n)%nat ->
  (0 < reduced_cost A c u j -> equals (lower j) (x j)) /\ (reduced_cost A c u j < 0 -> equals (upper j) (x j)).

Lemma complementary_term x' j : feasible A b x' -> (j < n)%nat -> 0 <= reduced_cost A c u j * (x' j - x j).
Proof.
  intros [_ X'] Hj. destruct (X' j Hj) as [L U]. destruct (complementary j Hj) as [P N].
  unfold equals, at_least, at_most in *.
  set (z := reduced_cost A c u j) in *. destruct (lt_le_dec 0 z) as [Z | Z].
  - apply mult_nonneg; [fra |]. specialize (P Z). destruct (lower j); [fra | contradiction].
  - destruct (lt_le_dec z 0) as [Z' | Z'].
    + specialize (N Z'). assert (0 <= - z * - (x' j - x j)); [| fra].
      apply mult_nonneg; [fra |]. destruct (upper j); [fra | contradiction].
    + assert (E : z == 0) by fra. rewrite E. fra.
Qed.

Theorem T0_optimal : optimal A b c x.
Proof.
  split; [exact x_feasible |]. intros x' X'. pose proof (objective_difference A b c u x x' x_feasible X') as E.
  assert (0 <= over (below n) (fun j => reduced_cost A c u j * (x' j - x j))).
  { apply over_nonneg. intros j Hj. apply complementary_term; [exact X' | apply in_below, Hj]. }
  fra.
Qed.

(** In T are the columns with z_j = 0 whose bounds are not equal. *)
Theorem T0_one_optimal T : NoDup T -> (forall j, In j T -> (j < n)%nat) ->
  (forall j, (j < n)%nat -> reduced_cost A c u j == 0 -> ~ In j T ->
    equals (lower j) (x j) /\ equals (upper j) (x j)) ->
  (forall e, (forall a, (a < m)%nat -> over T (fun j => A a j * e j) == 0) -> forall j, In j T -> e j == 0) ->
  forall x', optimal A b c x' -> forall j, (j < n)%nat -> x' j == x j.
Proof.
  intros D B Rest Inj x' [X' Min]. specialize (Min x x_feasible).
  pose proof (objective_difference A b c u x x' x_feasible X') as E.
  assert (Z : forall j, (j < n)%nat -> reduced_cost A c u j * (x' j - x j) == 0).
  { intros j Hj. apply (over_all_zero (below n) (fun j => reduced_cost A c u j * (x' j - x j)));
      [| fra | apply in_below, Hj].
    intros i Hi. apply complementary_term; [exact X' | apply in_below, Hi]. }
  assert (Away : forall j, (j < n)%nat -> ~ In j T -> x' j - x j == 0).
  { intros j Hj N. set (z := reduced_cost A c u j) in *. destruct (eq_dec z 0) as [Z0 | Z0].
    - destruct (Rest j Hj Z0 N) as [L U]. destruct (proj2 X' j Hj) as [L' U']. unfold equals, at_least, at_most in *.
      destruct (lower j), (upper j); try contradiction; fra.
    - pose proof (mult_inv_r z Z0) as I. setoid_replace (x' j - x j) with (z * / z * (x' j - x j)) by (rewrite I; ring).
      setoid_replace (z * / z * (x' j - x j)) with (/ z * (z * (x' j - x j))) by ring. unfold z at 2. rewrite (Z j Hj).
      ring. }
  intros j Hj. assert (F : x' j - x j == 0); [| fra].
  destruct (in_dec Nat.eq_dec j T) as [H | H]; [| apply Away; assumption].
  apply (Inj (fun j => x' j - x j)); [| exact H]. intros a Ha.
  rewrite <- (over_support n T (fun i => A a i * (x' i - x i)) D B)
    by (intros i Hi Ni; rewrite (Away i Hi Ni); ring).
  rewrite (over_same _ _ (fun i => A a i * x' i - A a i * x i)) by (intros; ring).
  destruct X' as [X' _]. destruct x_feasible as [X _]. rewrite over_minus, (X a Ha), (X' a Ha). ring.
Qed.
End Minimiser.

(** ** No minimiser *)

(** [s j] is at least <A_j, u> t for all t between the bounds. *)
Theorem T0_infeasible A b u (s : nat -> K) :
  (forall j t, (j < n)%nat -> at_least (lower j) t -> at_most (upper j) t ->
    over (below m) (fun a => A a j * u a) * t <= s j) ->
  over (below n) s < over (below m) (fun a => u a * b a) -> forall x, ~ feasible A b x.
Proof.
  intros S L x [X B].
  assert (E : over (below m) (fun a => u a * b a) ==
    over (below n) (fun j => over (below m) (fun a => A a j * u a) * x j)).
  { transitivity (over (below m) (fun a => over (below n) (fun j => A a j * u a * x j))).
    - apply over_same. intros a Ha. apply in_below in Ha. rewrite <- (X a Ha), <- over_scale. apply over_same. intros.
      ring.
    - rewrite over_swap. apply over_same. intros j _. rewrite over_scale_right. reflexivity. }
  assert (over (below n) (fun j => over (below m) (fun a => A a j * u a) * x j) <= over (below n) s); [| fra].
  apply over_le. intros j Hj. apply in_below in Hj. apply S; [exact Hj | apply B, Hj | apply B, Hj].
Qed.

(** Along a ray the objective falls below every number. *)
Theorem T0_unbounded A b c x d : feasible A b x ->
  (forall a, (a < m)%nat -> over (below n) (fun j => A a j * d j) == 0) ->
  (forall j, (j < n)%nat -> (lower j <> None -> 0 <= d j) /\ (upper j <> None -> d j <= 0)) ->
  objective c d < 0 -> forall v, exists x', feasible A b x' /\ objective c x' < v.
Proof.
  intros [X B] Ray Signs Falls v. set (q := objective c d) in *.
  assert (Along : forall t, 0 <= t -> feasible A b (fun j => x j + t * d j) /\
    objective c (fun j => x j + t * d j) == objective c x + t * q).
  { intros t T. split; [split |].
    - intros a Ha. rewrite (over_same _ _ (fun j => A a j * x j + t * (A a j * d j))) by (intros; ring).
      rewrite over_plus, over_scale, (X a Ha), (Ray a Ha). ring.
    - intros j Hj. destruct (B j Hj) as [L U]. destruct (Signs j Hj) as [L' U']. unfold at_least, at_most in *.
      split; [destruct (lower j); [| exact I] | destruct (upper j); [| exact I]].
      + assert (0 <= t * d j) by (apply mult_nonneg; [exact T | apply L'; discriminate]). fra.
      + assert (0 <= t * - d j); [| fra]. apply mult_nonneg; [exact T |].
        assert (d j <= 0) by (apply U'; discriminate). fra.
    - unfold q, objective. rewrite <- over_scale, <- over_plus. apply over_same. intros. ring. }
  destruct (lt_le_dec (objective c x) v) as [H | H]; [exists x; split; [split; assumption | exact H] |].
  assert (Nq : ~ q == 0) by fra. pose proof (mult_inv_r q Nq) as I.
  assert (Ip : / q < 0).
  { apply lt_not_le. intros P. assert (0 <= / q * - q) by (apply mult_nonneg; fra).
    assert (J : q * / q == - (/ q * - q)) by ring. rewrite I in J. fra. }
  set (t := (v - objective c x) * / q - / q).
  assert (T : 0 <= t).
  { assert (0 <= (objective c x - v) * - / q) by (apply mult_nonneg; fra). unfold t. fra. }
  destruct (Along t T) as [F E]. eexists. split; [exact F |]. rewrite E.
  assert (J : t * q == (v - objective c x) * (q * / q) - q * / q) by (unfold t; ring). rewrite I in J. fra.
Qed.
End Programs.
