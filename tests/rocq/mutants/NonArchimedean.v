(** * Probabilities in a field that is not Archimedean

    The theorems over any probability space ask that something be an event.  Over an Archimedean field of probabilities
    they might not have to: where infinitely many events have at least one probability c > 0, some outcome is in
    infinitely many of them.  Over the rational functions in an infinitely small e that is false, and so is what the
    theorems say ([everywhere], [thin]). *)

From Coq Require Import QArith Qabs List Bool Lqa Lia PeanoNat Setoid.
From Coq Require Import OrderedRing.
From Barriers Require Import OrderedFields ProbabilitySpaces Algorithms GeneralAlgorithms.
Import ListNotations.
Open Scope Q_scope.

(** ** Rational functions of x, as they are for small x > 0 *)

Definition nearby (A : Q -> Prop) : Prop := exists d, 0 < d /\ forall x, 0 < x <= d -> A x.
Lemma nearby_all (A : Q -> Prop) : (forall x, 0 < x -> A x) -> nearby A.
Proof. intros H. exists 1. split; [reflexivity |]. intros x [X _]. apply H, X. Qed.
Lemma nearby_both (A B C : Q -> Prop) : (forall x, 0 < x -> A x -> B x -> C x) -> nearby A -> nearby B -> nearby C.
Proof.
  intros H (d & D & HA) (e & E & HB).
  destruct (Qlt_le_dec d e) as [L | L]; [exists d | exists e]; (split; [assumption |]); intros x [X Y];
    (apply H; [exact X | apply HA | apply HB]); split; lra.
Qed.
Lemma nearby_more (A C : Q -> Prop) : (forall x, 0 < x -> A x -> C x) -> nearby A -> nearby C.
Proof. intros H N. apply (nearby_both A A C); auto. Qed.
Lemma nearby_use (A C : Q -> Prop) : nearby A -> nearby (fun x => A x -> C x) -> nearby C.
Proof. apply nearby_both. auto. Qed.
Lemma nearby_some (A : Q -> Prop) : nearby A -> exists x, 0 < x /\ A x.
Proof. intros (d & D & H). exists d. split; [exact D |]. apply H. lra. Qed.

(** Polynomials, the coefficient of 1 first. *)
Fixpoint at_point (p : list Q) (x : Q) : Q := match p with [] => 0 | a :: p => a + x * at_point p x end.
Fixpoint plus (p q : list Q) : list Q :=
  match p, q with a :: p, b :: q => (a + b) :: plus p q | [], _ => q | _, [] => p end.
Definition scaled (c : Q) : list Q -> list Q := map (Qmult c).
Fixpoint times (p q : list Q) : list Q := match p with [] => [] | a :: p => plus (scaled a q) (0 :: times p q) end.

Lemma plus_at p q x : at_point (plus p q) x == at_point p x + at_point q x.
Proof. revert q. induction p as [| a p IH]; intros [| b q]; cbn [plus at_point]; rewrite ?IH; ring. Qed.
Lemma scaled_at c p x : at_point (scaled c p) x == c * at_point p x.
Proof. induction p as [| a p IH]; cbn [scaled map at_point]; [| fold (scaled c p); rewrite IH]; ring. Qed.
Lemma times_at p q x : at_point (times p q) x == at_point p x * at_point q x.
Proof.
  induction p as [| a p IH]; cbn [times at_point]; [ring |]. rewrite plus_at, scaled_at. cbn [at_point]. rewrite IH.
  ring.
Qed.

Fixpoint size (p : list Q) : Q := match p with [] => 0 | a :: p => Qabs a + size p end.
Lemma size_nonneg p : 0 <= size p.
Proof. induction p as [| a p IH]; cbn [size]; [lra |]. pose proof (Qabs_nonneg a). lra. Qed.
Lemma size_bounds p x : 0 < x <= 1 -> - size p <= at_point p x <= size p.
Proof.
  intros H. induction p as [| a p IH]; cbn [size at_point]; [lra |]. pose proof (Qle_Qabs a).
  pose proof (Qle_Qabs (- a)) as N.
  rewrite Qabs_opp in N. pose proof (size_nonneg p). split; nra.
Qed.

(** For small x a polynomial is positive, or negative, or it is 0. *)
Lemma first_wins a p : 0 < a -> nearby (fun x => 0 < at_point (a :: p) x).
Proof.
  intros A. pose proof (size_nonneg p) as S. assert (D : 0 < a + size p + 1) by lra.
  exists (a * / (a + size p + 1)). assert (I : 0 < / (a + size p + 1)) by (apply Qinv_lt_0_compat, D).
  assert (E : / (a + size p + 1) * (a + size p + 1) == 1) by (field; lra). split; [nra |]. intros x [X Y].
  assert (L : x * (a + size p + 1) <= a) by nra. destruct (size_bounds p x) as [B _]; [split; [exact X | nra] |].
  cbn [at_point]. nra.
Qed.
Lemma sign_of p : {nearby (fun x => 0 < at_point p x)} + {nearby (fun x => at_point p x < 0)} +
  {nearby (fun x => at_point p x == 0)}.
Proof.
  induction p as [| a p IH]; [right; apply nearby_all; reflexivity |].
  destruct (Qlt_le_dec 0 a) as [P | P]; [left; left; apply first_wins, P |].
  destruct (Qlt_le_dec a 0) as [N | N].
  - left. right. pose proof (first_wins (- a) (scaled (-1) p) ltac:(lra)) as W. revert W. apply nearby_more. intros x _.
    cbn [at_point]. rewrite scaled_at. intros W. lra.
  - destruct IH as [[IH | IH] | IH]; [left; left | left; right | right]; revert IH; apply nearby_more; intros x X IH;
      cbn [at_point]; nra.
Qed.

Record rational_function := {
  top : list Q;
  bottom : list Q;
  bottom_positive : nearby (fun x => 0 < at_point bottom x)
}.
Definition value (f : rational_function) (x : Q) : Q := at_point (top f) x * / at_point (bottom f) x.

Section Fractions.
Implicit Types f g h : rational_function.
Local Notation bottoms f g := (fun x => 0 < at_point (bottom f) x /\ 0 < at_point (bottom g) x).

Lemma bottoms_positive f g : nearby (bottoms f g).
Proof. generalize (bottom_positive f), (bottom_positive g). apply nearby_both. auto. Qed.
Lemma product_positive f g : nearby (fun x => 0 < at_point (times (bottom f) (bottom g)) x).
Proof. generalize (bottoms_positive f g). apply nearby_more. intros x _ [A B]. rewrite times_at. nra. Qed.
Lemma one_positive : nearby (fun x => 0 < at_point [1] x).
Proof. apply nearby_all. intros x _. cbn [at_point]. lra. Qed.

Definition constant (c : Q) : rational_function := {| top := [c]; bottom := [1]; bottom_positive := one_positive |}.
Definition small : rational_function := {| top := [0; 1]; bottom := [1]; bottom_positive := one_positive |}.
Definition sum f g : rational_function :=
  {| top := plus (times (top f) (bottom g)) (times (top g) (bottom f)); bottom := times (bottom f) (bottom g);
     bottom_positive := product_positive f g |}.
Definition product f g : rational_function :=
  {| top := times (top f) (top g); bottom := times (bottom f) (bottom g); bottom_positive := product_positive f g |}.
Definition negative f : rational_function :=
  {| top := scaled (-1) (top f); bottom := bottom f; bottom_positive := bottom_positive f |}.
Definition difference f g := sum f (negative g).

Lemma negated p : nearby (fun x => at_point p x < 0) -> nearby (fun x => 0 < at_point (scaled (-1) p) x).
Proof. apply nearby_more. intros x _ N. rewrite scaled_at. lra. Qed.
Definition inverse f : rational_function :=
  match sign_of (top f) with
  | inleft (left P) => {| top := bottom f; bottom := top f; bottom_positive := P |}
  | inleft (right N) =>
      {| top := scaled (-1) (bottom f); bottom := scaled (-1) (top f); bottom_positive := negated (top f) N |}
  | inright _ => constant 0
  end.

(** A relation of their values, for small x. *)
Definition related (r : Q -> Q -> Prop) f g : Prop := nearby (fun x => r (value f x) (value g x)).

Lemma value_constant c x : value (constant c) x == c. Proof. unfold value. cbn. field. Qed.
Lemma value_small x : value small x == x. Proof. unfold value. cbn. field. Qed.
Lemma value_sum f g : nearby (fun x => value (sum f g) x == value f x + value g x).
Proof.
  generalize (bottoms_positive f g). apply nearby_more. intros x _ [A B]. unfold value. cbn [sum top bottom].
  rewrite plus_at, !times_at. field. lra.
Qed.
Lemma value_product f g : nearby (fun x => value (product f g) x == value f x * value g x).
Proof.
  generalize (bottoms_positive f g). apply nearby_more. intros x _ [A B]. unfold value. cbn [product top bottom].
  rewrite !times_at. field. lra.
Qed.
Lemma value_negative f x : value (negative f) x == - value f x.
Proof. unfold value. cbn [negative top bottom]. rewrite scaled_at. ring. Qed.
Lemma value_difference f g : nearby (fun x => value (difference f g) x == value f x - value g x).
Proof. generalize (value_sum f (negative g)). apply nearby_more. intros x _ E. rewrite E, value_negative. ring. Qed.
Lemma value_inverse f : nearby (fun x => value (inverse f) x == / value f x).
Proof.
  unfold inverse. destruct (sign_of (top f)) as [[P | N] | E].
  - refine (nearby_both _ _ _ _ P (bottom_positive f)). intros x _ A B. unfold value. cbn [top bottom]. field. lra.
  - refine (nearby_both _ _ _ _ N (bottom_positive f)). intros x _ A B. unfold value. cbn [top bottom].
    rewrite !scaled_at. field. lra.
  - refine (nearby_more _ _ _ E). intros x _ A. rewrite value_constant. unfold value. rewrite A, Qmult_0_l. reflexivity.
Qed.

Lemma trichotomy f g : {related Qlt f g} + {related Qlt g f} + {related Qeq f g}.
Proof.
  assert (Z : forall x : Q, 0 < at_point (bottom (difference g f)) x ->
    value (difference g f) x * at_point (bottom (difference g f)) x == at_point (top (difference g f)) x).
  { intros x B. unfold value. field. lra. }
  pose proof (value_difference g f) as D. pose proof (bottom_positive (difference g f)) as B.
  set (h := difference g f) in *. clearbody h.
  assert (S : nearby (fun x => (value g x - value f x) * at_point (bottom h) x == at_point (top h) x /\
    0 < at_point (bottom h) x)).
  { revert D B. apply nearby_both. intros x _ D B. split; [| exact B]. rewrite <- D. apply Z, B. }
  destruct (sign_of (top h)) as [[P | N] | E]; [left; left | left; right | right];
    unfold related; [generalize P, S | generalize N, S | generalize E, S]; apply nearby_both; intros x _ A [C G]; nra.
Qed.
End Fractions.


(** From facts about values for small x, what follows at each x. *)
Ltac told f :=
  lazymatch f with
  | sum ?a ?b => pose proof (value_sum a b); told a; told b
  | product ?a ?b => pose proof (value_product a b); told a; told b
  | inverse ?a => pose proof (value_inverse a); told a
  | _ => idtac
  end.
Ltac at_each_point :=
  lazymatch goal with |- related _ ?f ?g => told f; told g | _ => idtac end;
  unfold related in *;
  repeat match goal with h : nearby _ |- nearby _ => apply (nearby_use _ _ h); clear h end;
  apply nearby_all; let x := fresh "x" in let X := fresh "X" in intros x X; intros; cbv beta in *;
  repeat match goal with
  | h : value (sum ?a ?b) x == _ |- _ => rewrite h in *; clear h
  | h : value (product ?a ?b) x == _ |- _ => rewrite h in *; clear h
  | h : value (inverse ?a) x == _ |- _ => rewrite h in *; clear h
  end; rewrite ?value_constant, ?value_negative in *.

Definition rational_functions : ordered_field.
Proof.
  refine {| carrier := rational_function; fzero := constant 0; fone := constant 1; fadd := sum; fmul := product;
    fsub := difference; fopp := negative; finv := inverse;
    feq := related Qeq; fleq := related Qle; flt := related Qlt |}.
  - assert (Never : forall A : Q -> Prop, nearby A -> (forall x, 0 < x -> ~ A x) -> False).
    { intros A N H. destruct (nearby_some A N) as (x & X & Y). exact (H x X Y). }
    constructor.
    + split; [intros f | intros f g E | intros f g h E G]; at_each_point; lra.
    + intros f g E f' g' E'. at_each_point. lra.
    + intros f g E f' g' E'. at_each_point. nra.
    + intros f g E. at_each_point. lra.
    + intros f g E f' g' E'. split; intros L; at_each_point; lra.
    + intros f g E f' g' E'. split; intros L; at_each_point; lra.
    + constructor; intros; try (at_each_point; ring). apply nearby_all. reflexivity.
    + intros f. at_each_point. lra.
    + intros f g E G. at_each_point. lra.
    + intros f g h E G. at_each_point. lra.
    + intros f g. split.
      * intros L. split; [at_each_point; lra |]. intros E. apply (Never (fun _ => False)); [at_each_point; lra | auto].
      * intros [L N]. destruct (trichotomy f g) as [[T | T] | T]; [exact T | | contradiction].
        exfalso. apply (Never (fun _ => False)); [at_each_point; lra | auto].
    + intros f g. destruct (trichotomy f g) as [[T | T] | T]; auto.
    + intros f g h L. at_each_point. lra.
    + intros f g L G. at_each_point. nra.
    + intros E. apply (Never (fun _ => False)); [at_each_point; lra | auto].
  - intros f g E. at_each_point. match goal with e : value f _ == value g _ |- _ => rewrite e end. reflexivity.
  - intros f N. assert (S : nearby (fun x => ~ value f x == 0)).
    { destruct (trichotomy f (constant 0)) as [[T | T] | T]; [| | contradiction]; at_each_point; lra. }
    at_each_point. field. assumption.
  - intros f g. destruct (trichotomy f g) as [[T | T] | T]; [left; exact T | right | right]; at_each_point; lra.
Defined.

Lemma small_positive : (0 < (small : rational_functions))%F.
Proof.
  apply nearby_all. intros x X. change (value (constant 0) x < value small x).
  rewrite value_constant, value_small. exact X.
Qed.
Lemma of_integers k : (@of_Z rational_functions (Z.of_nat k) == constant (inject_Z (Z.of_nat k)))%F.
Proof.
  induction k as [| k IH]; [reflexivity |].
  rewrite Nat2Z.inj_succ, <- Z.add_1_r, of_Z_add, IH. change (@of_Z rational_functions 1) with (constant 1).
  change (related Qeq (sum (constant (inject_Z (Z.of_nat k))) (constant 1)) (constant (inject_Z (Z.of_nat k + 1)))).
  at_each_point. rewrite inject_Z_plus. reflexivity.
Qed.
Lemma quarter_of {F : ordered_field} (x : F) : ($4 * x <= 1 -> x <= $(1 # 4))%F. Proof. intros H. fra. Qed.
(** However many: together they are at most a quarter. *)
Lemma small_many k : (of_Z (Z.of_nat k) * (small : rational_functions) <= $(1 # 4))%F.
Proof.
  apply quarter_of.
  change (@of_Q rational_functions 4) with (@of_Z rational_functions (Z.of_nat 4)). rewrite !of_integers.
  set (c := inject_Z (Z.of_nat k)). assert (C : 0 <= c) by (unfold c, inject_Z, Qle; cbn; lia).
  assert (N : nearby (fun x => x * (4 * c + 1) <= 1)).
  { exists (/ (4 * c + 1)). assert (I : 0 < / (4 * c + 1)) by (apply Qinv_lt_0_compat; lra). split; [exact I |].
    intros x [_ X]. assert (E : / (4 * c + 1) * (4 * c + 1) == 1) by (field; lra). nra. }
  change (related Qle (product (constant 4) (product (constant c) small)) (constant 1)). at_each_point.
  rewrite value_small. nra.
Qed.

(** ** Points 1, 2, ... that come near the point 0 *)

Section Points.
Context {F : ordered_field} (w : nat -> F).
Hypothesis w_nonneg : forall k, (0 <= w k)%F.

(** The probability of those of the first [N] points that are chosen. *)
Fixpoint chosen (g : nat -> bool) (N : nat) : F :=
  match N with O => fzero | S N => (chosen g N + if g (S N) then w (S N) else 0)%F end.
Hypothesis w_total : forall N, (chosen (fun _ => true) N <= 1)%F.

(** An event has the point 0 and all but finitely many others, or finitely many others and not 0. *)
Definition settles (g : nat -> bool) (N : nat) : Prop := forall n, (N < n)%nat -> g n = g O.
Definition weight (g : nat -> bool) (N : nat) : F :=
  (chosen g N + if g O then 1 - chosen (fun _ => true) N else 0)%F.

Lemma settles_later g N M : (N <= M)%nat -> settles g N -> settles g M.
Proof. intros L S n H. apply S. lia. Qed.
Lemma weight_later g N M : (N <= M)%nat -> settles g N -> (weight g M == weight g N)%F.
Proof.
  intros L S. induction L as [| M L IH]; [reflexivity |]. rewrite <- IH. unfold weight. cbn [chosen].
  rewrite (S (Datatypes.S M)) by lia. destruct (g O); fra.
Qed.
Lemma chosen_le g h N : (forall k, g k = true -> h k = true) -> (chosen g N <= chosen h N)%F.
Proof.
  intros H. induction N as [| N IH]; cbn [chosen]; [fra |]. specialize (H (S N)). pose proof (w_nonneg (S N)).
  destruct (g (S N)), (h (S N)); try fra. discriminate (H eq_refl).
Qed.
Lemma weight_le g h N : (forall k, g k = true -> h k = true) -> (weight g N <= weight h N)%F.
Proof.
  intros H. unfold weight. pose proof (chosen_le g h N H) as L. pose proof (w_total N) as T. specialize (H O).
  destruct (g O), (h O); try fra. discriminate (H eq_refl).
Qed.
Lemma weight_splits g h N : (weight g N == weight (fun k => g k && h k) N + weight (fun k => g k && negb (h k)) N)%F.
Proof.
  unfold weight.
  assert (E : (chosen g N == chosen (fun k => g k && h k)%bool N + chosen (fun k => g k && negb (h k))%bool N)%F).
  { induction N as [| N IH]; cbn [chosen]; [fra |]. rewrite IH. destruct (g (S N)), (h (S N)); cbn [andb negb]; fra. }
  rewrite E. destruct (g O), (h O); cbn [andb negb]; fra.
Qed.
Lemma chosen_one g N k : (1 <= k <= N)%nat -> g k = true -> (w k <= chosen g N)%F.
Proof.
  intros H G. induction N as [| N IH]; [lia |]. cbn [chosen]. pose proof (w_nonneg (S N)).
  destruct (Nat.eq_dec k (S N)) as [-> | D];
    [rewrite G; pose proof (chosen_le (fun _ => false) g N ltac:(discriminate)) |].
  - assert (Z : (0 <= chosen (fun _ => false) N)%F) by (clear; induction N; cbn [chosen]; fra). fra.
  - specialize (IH ltac:(lia)). destruct (g (S N)); fra.
Qed.

Definition points : probability_space F.
Proof.
  refine {| outcome := nat;
    Pr := fun A x => exists g N, (forall k, A k <-> g k = true) /\ settles g N /\ (x == weight g N)%F |}.
  - exists (fun _ => true), O. split; [tauto |]. split; [intros n _; reflexivity |]. unfold weight. cbn. fra.
  - intros A B x y (g & N & A1 & A2 & A3) (h & M & B1 & B2 & B3) I. set (T := Nat.max N M).
    assert (L : (weight g T <= weight h T)%F) by (apply weight_le; intros k G; apply B1, I, A1, G).
    rewrite (weight_later g N T), (weight_later h M T), <- A3, <- B3 in L; [exact L | lia | exact B2 | lia | exact A2].
  - intros A B x y (g & N & A1 & A2 & A3) (h & M & B1 & B2 & B3). set (T := Nat.max N M).
    exists (weight (fun k => g k && h k)%bool T), (weight (fun k => g k && negb (h k))%bool T). split; [| split].
    + exists (fun k => g k && h k)%bool, T. split; [intros k; rewrite andb_true_iff, A1, B1; reflexivity |].
      split; [| reflexivity]. intros n L. cbv beta. rewrite (A2 n), (B2 n) by lia. reflexivity.
    + exists (fun k => g k && negb (h k))%bool, T.
      split; [intros k; rewrite andb_true_iff, negb_true_iff, A1, B1, not_true_iff_false; reflexivity |].
      split; [| reflexivity]. intros n L. cbv beta. rewrite (A2 n), (B2 n) by lia. reflexivity.
    + rewrite A3, <- (weight_later g N T) by (try exact A2; lia). apply weight_splits.
  - intros A B x E I (g & N & B1 & B2 & B3) U e He.
    assert (More : forall n n' k, (n <= n')%nat -> A n k -> A n' k) by (intros n n' k L; induction L; auto).
    assert (Some : forall M, exists n, forall k, (k <= M)%nat -> g k = true -> A n k).
    { assert (One : forall k, exists n, g k = true -> A n k).
      { intros k. destruct (g k) eqn:G; [| exists O; discriminate]. destruct (proj1 (U k) (proj2 (B1 k) G)) as [n H].
        eauto. }
      induction M as [| M [n H]]; [destruct (One O) as [n H]; exists n; intros k L; replace k with O by lia; exact H |].
      destruct (One (S M)) as [n' H']. exists (Nat.max n n'). intros k L G. destruct (Nat.eq_dec k (S M)) as [-> | D].
      - apply (More n'); [lia | apply H', G].
      - apply (More n); [lia |]. apply H; [lia | exact G]. }
    assert (All : exists n, forall k, g k = true -> A n k).
    { destruct (g O) eqn:G0.
      - destruct (Some O) as [n0 H0]. specialize (H0 O (le_n O) G0). destruct (E n0) as (q & h & M & A1 & A2 & _).
        destruct (Some M) as [n1 H1]. exists (Nat.max n0 n1). intros k G. destruct (Nat.le_gt_cases k M) as [L | L].
        + apply (More n1); [lia | apply H1; assumption].
        + apply (More n0); [lia |]. apply A1. rewrite (A2 k L). apply A1, H0.
      - destruct (Some N) as [n H]. exists n. intros k G. apply H; [| exact G].
        destruct (Nat.le_gt_cases k N) as [L | L]; [exact L |]. rewrite (B2 k L), G0 in G. discriminate G. }
    destruct All as [n H]. destruct (E n) as (q & h & M & A1 & A2 & A3). exists n, q. split; [exists h, M; auto |].
    set (T := Nat.max N M). assert (L : (weight g T <= weight h T)%F) by (apply weight_le; intros k G; apply A1, H, G).
    rewrite (weight_later g N T), (weight_later h M T), <- A3, <- B3 in L; [fra | lia | exact A2 | lia | exact B2].
Defined.

Lemma points_event g N (A : nat -> Prop) : (forall k, A k <-> g k = true) -> settles g N -> event points A.
Proof. intros H S. exists (weight g N), g, N. split; [exact H |]. split; [exact S | reflexivity]. Qed.
Lemma points_at_least g N (A : nat -> Prop) b : (forall k, g k = true -> A k) -> settles g N -> (b <= weight g N)%F ->
  at_least points A b.
Proof.
  intros H S L. exists (fun k => g k = true), (weight g N). split; [| split; [exact H | exact L]].
  exists g, N. split; [tauto |]. split; [exact S | reflexivity].
Qed.
End Points.

(** ** Point 1 has the probability 1/2 - e/2, the points 2, 3, ... have e each, and 0 has the rest *)

Definition half_more {F : ordered_field} (e : F) : F := ($(1 # 2) + $(1 # 2) * e)%F.

Section Thin.
Context {F : ordered_field} (e : F).
Add Ring F_ring : (K_ring F) (setoid (K_setoid F) (K_ext F)).
Hypothesis e_positive : (0 < e)%F.
Hypothesis e_small : forall k, (of_Z (Z.of_nat k) * e <= $(1 # 4))%F.

Definition thin_weight (k : nat) : F := match k with 1%nat => ($(1 # 2) - $(1 # 2) * e)%F | _ => e end.
Lemma thin_nonneg k : (0 <= thin_weight k)%F.
Proof.
  pose proof (e_small 1) as S. change (@of_Z F (Z.of_nat 1)) with (@fone F) in S.
  destruct k as [| [| k]]; cbn [thin_weight]; fra.
Qed.
Lemma thin_total N : (chosen thin_weight (fun _ => true) N <= 1)%F.
Proof.
  assert (B : (chosen thin_weight (fun _ => true) N <= (if N then 0 else $(1 # 2)) + of_Z (Z.of_nat N) * e)%F).
  { induction N as [| N IH]; cbn [chosen]; [change (@of_Z F (Z.of_nat 0)) with (@fzero F); fra |].
    rewrite Nat2Z.inj_succ, <- Z.add_1_r, of_Z_add. change (@of_Z F 1) with (@fone F).
    assert (D : (forall z : F, (z + 1) * e == z * e + e)%F) by (intros z; ring). rewrite D.
    destruct N as [| N]; cbn [chosen thin_weight] in *; fra. }
  pose proof (e_small N). destruct N; fra.
Qed.
Definition thin : probability_space F := points thin_weight thin_nonneg thin_total.

(** Without 1, or 1 with another: more than 1/2. *)
Lemma thin_but_1 (A : nat -> Prop) : (forall k, k <> 1%nat -> A k) -> at_least thin A (half_more e).
Proof.
  intros H. apply (points_at_least _ _ _ (fun k => negb (k =? 1)%nat) 1).
  - intros k K. apply H. apply negb_true_iff, Nat.eqb_neq in K. exact K.
  - intros n L. cbn [Nat.eqb negb]. apply negb_true_iff, Nat.eqb_neq. lia.
  - unfold weight, half_more. cbn [chosen Nat.eqb negb thin_weight]. fra.
Qed.
Lemma thin_1_and n (A : nat -> Prop) : (2 <= n)%nat -> A 1%nat -> A n -> at_least thin A (half_more e).
Proof.
  intros L A1 An. destruct n as [| n]; [lia |].
  apply (points_at_least _ _ _ (fun k => (k =? 1) || (k =? S n))%nat (S n)).
  - intros k K. apply orb_true_iff in K as [K | K]; apply Nat.eqb_eq in K; subst; assumption.
  - intros k K. cbn [Nat.eqb orb]. apply orb_false_iff. split; apply Nat.eqb_neq; lia.
  - unfold weight. cbn [chosen Nat.eqb orb].
    pose proof (chosen_one thin_weight thin_nonneg (fun k => (k =? 1) || (k =? S n))%nat n 1 ltac:(lia) eq_refl) as C.
    rewrite Nat.eqb_refl, orb_true_r. destruct n as [| n]; [lia |]. unfold half_more. cbn [thin_weight] in *. fra.
Qed.
Lemma thin_never (A : nat -> Prop) : (forall k, ~ A k) -> event thin A.
Proof.
  intros H. apply (points_event _ _ _ (fun _ => false) O); [| intros n _; reflexivity].
  intros k. split; [intros K; destruct (H k K) | discriminate].
Qed.
Lemma thin_just_1 (A : nat -> Prop) : (forall k, A k -> k = 1%nat) -> A 1%nat \/ ~ A 1%nat -> event thin A.
Proof.
  intros H [A1 | A1]; [| apply thin_never; intros k K; rewrite (H k K) in K; exact (A1 K)].
  apply (points_event _ _ _ (fun k => k =? 1)%nat 1).
  - intros k. rewrite Nat.eqb_eq. split; [apply H | intros ->; exact A1].
  - intros n L. apply Nat.eqb_neq. lia.
Qed.
Lemma thin_more b : (b <= $(1 # 2))%F -> ~ (half_more e <= b)%F.
Proof. unfold half_more. intros H G. fra. Qed.

(** Point 1 says [x].  Point k looks at evaluation [j] at level [level k], and says [x] if it sees a member of the
    family, and otherwise [y]: for each member there is a point, beside 1, that sees it, but no point sees them all. *)
Section Look.
Context {D : oracle -> Prop} {M : Type} (j : nat) (level : nat -> nat) (sees : nat -> Q -> bool) (x y : M).

Definition looks : general_algorithm D (outcome thin) M.
Proof.
  refine {| halts := fun k o z read =>
    z = (if ((k =? 1)%nat || sees k (o j (level k)))%bool then x else y) /\ read = [(j, level k)] |}.
  - intros k o z z' read read' _ [E _] [E' _]. congruence.
  - intros k o o' z read _ _ Al [E R]. rewrite R in Al. rewrite <- (Al j (level k) (or_introl eq_refl)).
    split; [exact E | exact R].
Defined.

Variables (answers : nat -> oracle) (right : nat -> M -> Prop).
Hypothesis blind : forall k, sees k (answers O j (level k)) = false.
Hypothesis seen : forall n, (1 <= n)%nat -> sees (S n) (answers n j (level (S n))) = true.
Hypothesis all_see_1 : forall k, sees k (answers 1%nat j (level k)) = true.
Hypothesis y_right : right O y.
Hypothesis x_right : forall n, (1 <= n)%nat -> right n x.

Lemma looks_right n : at_least thin (ends looks (answers n) (right n)) (half_more e).
Proof.
  destruct n as [| n].
  - apply thin_but_1. intros k K. exists y, [(j, level k)]. split; [| exact y_right]. split; [| reflexivity].
    rewrite blind. apply Nat.eqb_neq in K. rewrite K. reflexivity.
  - apply (thin_1_and (S (S n))); [lia | exists x, [(j, level 1%nat)] | exists x, [(j, level (S (S n)))]];
      (split; [| apply x_right; lia]); (split; [| reflexivity]); [reflexivity |].
    rewrite seen by lia. rewrite orb_true_r. reflexivity.
Qed.
Lemma looks_from m G : (forall k, (m < level k)%nat) -> event thin (ends_by m looks (answers O) G).
Proof.
  intros L. apply thin_never. intros k (z & read & [_ ->] & _ & B). specialize (B j (level k) (or_introl eq_refl)).
  specialize (L k). lia.
Qed.
(** That an output on the limit is right about the first member is an event; so is that an output on the first member
    is right about the limit. *)
Lemma looks_like_member m : ~ right 1 y -> event thin (ends_by m looks (answers O) (right 1%nat)).
Proof.
  intros N. apply thin_just_1.
  - intros k (z & read & [E _] & R & _). destruct (Nat.eq_dec k 1) as [| K]; [assumption |]. apply Nat.eqb_neq in K.
    rewrite K, blind in E. cbn [orb] in E. subst z. contradiction.
  - destruct (Nat.le_gt_cases (level 1%nat) m) as [L | L].
    + left. exists x, [(j, level 1%nat)]. split; [split; reflexivity |]. split; [apply x_right; lia |].
      intros k n [I | []].
      injection I as <- <-. exact L.
    + right. intros (z & read & [_ ->] & _ & B). specialize (B j (level 1%nat) (or_introl eq_refl)). lia.
Qed.
Lemma looks_like_limit m : ~ right O x -> event thin (ends_by m looks (answers 1%nat) (right O)).
Proof.
  intros N. apply thin_never. intros k (z & read & [E _] & R & _). rewrite all_see_1, orb_true_r in E. subst z.
  contradiction.
Qed.
End Look.
End Thin.

Definition thin_space := thin (small : rational_functions) small_positive small_many.
