(** * The union of the fields of `SquareRoots.v`: everything that is not negative has a root *)

From Coq Require Import ZArith QArith Lia Lqa Setoid Arith Cantor Eqdep_dec OrderedRing Ring_theory.
From Barriers Require Import OrderedFields LinearSystems Lengths.
From Mutants Require Import QuadraticExtensions SquareRoots.
Open Scope field_scope.

Section Inverses.
Variable K : ordered_field.
Add Field K_f : (K_field K) (morphism (of_Q_morph K), constants [f_cst], setoid (K_setoid K) (K_ext K)).
Lemma one_inverse (a b c : K) : a * b == 1 -> c * b == 1 -> a == c.
Proof.
  intros L J. transitivity (c * b * a); [rewrite J; ring |]. transitivity (c * (a * b)); [ring | rewrite L; ring].
Qed.
End Inverses.

(** ** The stages: the fields, and the elements of all fields before, in the order of the lists *)

Record past := { now : stage; listed_before : nat -> nat -> now }.
Definition due (P : past) (n : nat) : now P := let (i, j) := Cantor.of_nat n in listed_before P i j.
Definition step_at (P : past) (n : nat) : step (now P) (due P n) := next (now P) (due P n).

Fixpoint chain (n : nat) : past :=
  match n with
  | O => {| now := rationals; listed_before := fun _ j => @listed rationals j |}
  | S n => let P := chain n in let s := step_at P n in
      {| now := target s; listed_before := fun i j => if (i <=? n)%nat then up s (listed_before P i j) else listed j |}
  end.
Definition F (n : nat) : ordered_field := now (chain n).
Definition lift (n : nat) : F n -> F (S n) := up (step_at (chain n) n).

Lemma lift_same n x y : x == y -> lift n x == lift n y. Proof. apply up_same. Qed.
Lemma lift_plus n x y : lift n (x + y) == lift n x + lift n y. Proof. apply up_plus. Qed.
Lemma lift_times n x y : lift n (x * y) == lift n x * lift n y. Proof. apply up_times. Qed.
Lemma lift_opposite n x : lift n (- x) == - lift n x. Proof. apply up_opposite. Qed.
Lemma lift_1 n : lift n 1 == 1. Proof. apply up_1. Qed.
Lemma lift_le n x y : x <= y -> lift n x <= lift n y. Proof. apply up_le. Qed.

Section Stage.
Variable n : nat.
Add Field F_f : (K_field (F n)) (morphism (of_Q_morph (F n)), constants [f_cst], setoid (K_setoid (F n)) (K_ext (F n))).
Add Field G_f : (K_field (F (S n))) (morphism (of_Q_morph (F (S n))), constants [f_cst],
  setoid (K_setoid (F (S n))) (K_ext (F (S n)))).

Lemma lift_minus (x y : F n) : lift n (x - y) == lift n x - lift n y.
Proof. rewrite (lift_same n (x - y) (x + - y)) by ring. rewrite lift_plus, lift_opposite. ring. Qed.
Lemma lift_0 : lift n 0 == 0.
Proof. rewrite (lift_same n 0 (1 - 1)) by ring. rewrite lift_minus. ring. Qed.
Lemma lift_not_0 (x : F n) : ~ x == 0 -> ~ lift n x == 0.
Proof.
  intros N E. assert (I : x * / x == 1) by (apply mult_inv_r, N). apply (one_neq_zero (F (S n))).
  rewrite <- (lift_1 n), <- (lift_same n _ _ I), lift_times, E. ring.
Qed.
Lemma lift_lt (x y : F n) : x < y -> lift n x < lift n y.
Proof.
  intros L. pose proof (lift_le n x y (lt_le _ _ L)) as A. apply lt_not_le. intros B.
  apply (lift_not_0 (y - x)); [fra |]. rewrite lift_minus. fra.
Qed.

(** 1/x, and 0 for x = 0 *)
Definition inverse_of (x : F n) : F n := if eq_dec x 0 then 0 else / x.
End Stage.

Lemma lift_inverse n x : lift n (inverse_of n x) == inverse_of (S n) (lift n x).
Proof.
  unfold inverse_of. destruct (eq_dec x 0) as [E | E], (eq_dec (lift n x) 0) as [G | G].
  - apply lift_0.
  - destruct G. rewrite (lift_same n _ _ E). apply lift_0.
  - destruct (lift_not_0 n x E G).
  - assert (I : / x * x == 1) by (apply (finv_left (F n)), E).
    assert (J : / lift n x * lift n x == 1) by (apply (finv_left (F (S n))), G).
    assert (L : lift n (/ x) * lift n x == 1) by (rewrite <- lift_times, (lift_same n _ _ I); apply lift_1).
    apply (one_inverse _ _ _ _ L J).
Qed.

(** ** The numbers: one element of each stage, in the end always the same *)

Record number_ := {
  start : nat;
  at_ : forall m, F m;
  coherent : forall m, (start <= m)%nat -> at_ (S m) == lift m (at_ m)
}.
Definition in_the_end (P : nat -> Prop) : Prop := exists n, forall m, (n <= m)%nat -> P m.

Definition const (c : forall m, F m) (H : forall m, c (S m) == lift m (c m)) : number_ :=
  {| start := 0; at_ := c; coherent := fun m _ => H m |}.
Definition zero_ : number_.
Proof. refine (const (fun m => 0) _). intros m. symmetry. apply lift_0. Defined.
Definition one_ : number_.
Proof. refine (const (fun m => 1) _). intros m. symmetry. apply lift_1. Defined.
Definition plus_ (x y : number_) : number_.
Proof.
  refine {| start := Nat.max (start x) (start y); at_ := fun m => at_ x m + at_ y m |}.
  intros m L. rewrite lift_plus, <- !coherent by lia. reflexivity.
Defined.
Definition times_ (x y : number_) : number_.
Proof.
  refine {| start := Nat.max (start x) (start y); at_ := fun m => at_ x m * at_ y m |}.
  intros m L. rewrite lift_times, <- !coherent by lia. reflexivity.
Defined.
Definition minus_ (x y : number_) : number_.
Proof.
  refine {| start := Nat.max (start x) (start y); at_ := fun m => at_ x m - at_ y m |}.
  intros m L. rewrite lift_minus, <- !coherent by lia. reflexivity.
Defined.
Definition opposite_ (x : number_) : number_.
Proof.
  refine {| start := start x; at_ := fun m => - at_ x m |}. intros m L. rewrite lift_opposite, <- !coherent by lia.
    reflexivity.
Defined.
Definition inverse_ (x : number_) : number_.
Proof.
  refine {| start := start x; at_ := fun m => inverse_of m (at_ x m) |}. intros m L. rewrite lift_inverse.
  unfold inverse_of. pose proof (coherent x m L) as C.
  destruct (eq_dec (at_ x (S m)) 0) as [E | E], (eq_dec (lift m (at_ x m)) 0) as [G | G]; try reflexivity.
  - destruct G. rewrite <- C. exact E.
  - destruct E. rewrite C. exact G.
  - rewrite C. reflexivity.
Defined.

Definition same_ x y := in_the_end (fun m => at_ x m == at_ y m).
Definition le_ x y := in_the_end (fun m => at_ x m <= at_ y m).
Definition lt_ x y := in_the_end (fun m => at_ x m < at_ y m).

(** What holds at a stage from which both are the same holds in the end. *)
Definition both (x y : number_) : nat := Nat.max (start x) (start y).
Lemma lt_stays x y n : (both x y <= n)%nat -> at_ x n < at_ y n -> forall m, (n <= m)%nat -> at_ x m < at_ y m.
Proof.
  unfold both. intros B L m H. induction H as [| m H IH]; [exact L |]. rewrite !coherent by lia. apply lift_lt, IH.
Qed.
Lemma same_stays x y n : (both x y <= n)%nat -> at_ x n == at_ y n -> forall m, (n <= m)%nat -> at_ x m == at_ y m.
Proof.
  unfold both. intros B L m H. induction H as [| m H IH]; [exact L |]. rewrite !coherent by lia. apply lift_same, IH.
Qed.
Lemma le_stays x y n : (both x y <= n)%nat -> at_ x n <= at_ y n -> forall m, (n <= m)%nat -> at_ x m <= at_ y m.
Proof.
  unfold both. intros B L m H. induction H as [| m H IH]; [exact L |]. rewrite !coherent by lia. apply lift_le, IH.
Qed.
Lemma le_before x y n : (both x y <= n)%nat -> le_ x y -> at_ x n <= at_ y n.
Proof.
  intros B [k H]. apply le_not_lt. intros L. assert (B' : (both y x <= n)%nat) by (unfold both in *; lia).
  pose proof (lt_stays y x n B' L (Nat.max n k) ltac:(lia)) as G. specialize (H (Nat.max n k) ltac:(lia)).
  apply lt_not_le in G. exact (G H).
Qed.

Ltac in_the_end :=
  repeat match goal with h : same_ _ _ |- _ => destruct h as [? h] | h : le_ _ _ |- _ => destruct h as [? h]
                       | h : lt_ _ _ |- _ => destruct h as [? h] end;
  match goal with
  | a : nat, b : nat, c : nat |- _ => exists (a + b + c)%nat
  | a : nat, b : nat |- _ => exists (a + b)%nat
  | a : nat |- _ => exists a
  | |- _ => exists 0%nat
  end;
  let m := fresh "m" in let L := fresh in intros m L;
  repeat match goal with h : forall m, (?n <= m)%nat -> _ |- _ => specialize (h m ltac:(lia)) end;
    cbn [at_ plus_ times_ minus_ opposite_ zero_ one_ const] in *.

Lemma union_order : SOR zero_ one_ plus_ times_ minus_ opposite_ same_ le_ lt_.
Proof.
  constructor.
  - split; [intros x; in_the_end; reflexivity | intros x y H; in_the_end; symmetry; exact H
           | intros x y z H G; in_the_end; rewrite H; exact G].
  - intros x x' H y y' G. in_the_end. rewrite H, G. reflexivity.
  - intros x x' H y y' G. in_the_end. rewrite H, G. reflexivity.
  - intros x x' H. in_the_end. rewrite H. reflexivity.
  - intros x x' H y y' G. split; intros I; in_the_end; [rewrite <- H, <- G | rewrite H, G]; exact I.
  - intros x x' H y y' G. split; intros I; in_the_end; [rewrite <- H, <- G | rewrite H, G]; exact I.
  - constructor; intros; exists 0%nat; intros m _; cbn [at_ plus_ times_ minus_ opposite_ zero_ one_ const];
      apply (SORrt (ordered_ring (F m))).
  - intros x. in_the_end. apply le_refl.
  - intros x y H G. in_the_end. apply le_antisym; assumption.
  - intros x y z H G. in_the_end. apply (le_trans _ _ _ H G).
  - intros x y. split.
    + intros H. split; [in_the_end; apply lt_le, H |]. intros G. destruct H as [a H], G as [b G].
      specialize (H (a + b)%nat ltac:(lia)). specialize (G (a + b)%nat ltac:(lia)). exact (lt_neq _ _ H G).
    + intros [H N]. exists (both x y). intros m L. apply lt_not_le. intros C. apply N.
      exists m. apply same_stays; [exact L |]. apply le_antisym; [apply le_before; assumption | exact C].
  - intros x y. set (n := both x y). destruct (lt_le_dec (at_ x n) (at_ y n)) as [A | A].
    + left. exists n. apply lt_stays; [apply le_n | exact A].
    + destruct (lt_le_dec (at_ y n) (at_ x n)) as [B | B].
      * right. right. exists n. apply lt_stays; [unfold n, both; lia | exact B].
      * right. left. exists n. apply same_stays; [apply le_n |]. apply le_antisym; assumption.
  - intros x y z H. in_the_end. apply (SORplus_le_mono_l (ordered_ring (F m))), H.
  - intros x y H G. in_the_end. apply (SORtimes_pos_pos (ordered_ring (F m))); assumption.
  - intros [n H]. apply (SORneq_0_1 (ordered_ring (F n))), (H n), le_n.
Qed.

Definition union : ordered_field.
Proof.
  refine {| carrier := number_; fzero := zero_; fone := one_; fadd := plus_; fmul := times_; fsub := minus_;
    fopp := opposite_; finv := inverse_; feq := same_; fleq := le_; flt := lt_; ordered_ring := union_order |}.
  - intros x y [n H]. exists n. intros m L. specialize (H m L). cbn. unfold inverse_of.
    destruct (eq_dec (at_ x m) 0) as [E | E], (eq_dec (at_ y m) 0) as [G | G]; try reflexivity.
    + destruct G. rewrite <- H. exact E.
    + destruct E. rewrite H. exact G.
    + rewrite H. reflexivity.
  - intros x N. exists (start x). intros m L. cbn. unfold inverse_of. destruct (eq_dec (at_ x m) 0) as [E | E].
    + exfalso. apply N. exists m. apply same_stays; [unfold both; cbn; lia | exact E].
    + apply (finv_left (F m)), E.
  - intros x y. destruct (lt_le_dec (at_ x (both x y)) (at_ y (both x y))) as [A | A].
    + left. exists (both x y). apply lt_stays; [apply le_n | exact A].
    + right. exists (both x y). apply le_stays; [unfold both; lia | exact A].
Defined.

(** ** Roots *)

(** An element of a stage, 0 before, and lifted from there. *)
Fixpoint from (n : nat) (x : F n) (m : nat) : F m :=
  match Nat.eq_dec n m with
  | left e => eq_rect n (fun k => F k : Type) x m e
  | right _ => match m with O => 0 | S m => lift m (from n x m) end
  end.
Lemma from_start n x : from n x n = x.
Proof.
  destruct n; cbn [from]; destruct (Nat.eq_dec _ _) as [e | e]; try contradiction;
    rewrite (UIP_dec Nat.eq_dec e eq_refl); reflexivity.
Qed.
Lemma from_later n x m : (n <= m)%nat -> from n x (S m) = lift m (from n x m).
Proof. intros L. cbn [from]. destruct (Nat.eq_dec n (S m)) as [e | e]; [lia | reflexivity]. Qed.
Definition element (n : nat) (x : F n) : number_.
Proof. refine {| start := n; at_ := from n x |}. intros m L. rewrite from_later by exact L. reflexivity. Defined.

(** The stage at which the turn of x comes. *)
Definition turn (x : number_) : nat := Cantor.to_nat (start x, index (at_ x (start x))).
Lemma turn_later x : (start x <= turn x)%nat.
Proof. unfold turn. pose proof (Cantor.to_nat_non_decreasing (start x) (index (at_ x (start x)))). lia. Qed.

Lemma listed_later n j m : (n <= m)%nat -> listed_before (chain m) n j == from n (@listed (now (chain n)) j) m.
Proof.
  intros L. induction L as [| m L IH].
  - rewrite from_start. destruct n as [| n]; [reflexivity |]. cbn [chain listed_before].
    destruct (Nat.leb_spec (S n) n) as [H | H]; [lia | reflexivity].
  - rewrite from_later by exact L. cbn [chain listed_before]. destruct (Nat.leb_spec n m) as [H | H]; [| lia].
    apply lift_same, IH.
Qed.

Lemma due_at_turn x : due (chain (turn x)) (turn x) == at_ x (turn x).
Proof.
  unfold due. unfold turn at 2. rewrite Cantor.cancel_of_to. rewrite (listed_later _ _ _ (turn_later x)).
  pose proof (turn_later x) as L. induction L as [| m L IH].
  - rewrite from_start. apply listed_index.
  - rewrite from_later by exact L. rewrite (coherent x m L). apply lift_same, IH.
Qed.

Definition root_of (x : number_) : number_ := element (S (turn x)) (made (step_at (chain (turn x)) (turn x))).
Lemma root_of_root (x : union) : 0 <= x -> (root_of x : union) * (root_of x : union) == x.
Proof.
  intros P. pose proof (turn_later x) as L. pose proof (due_at_turn x) as D. set (t := turn x) in *.
  assert (P' : 0 <= at_ x t) by (apply (le_before zero_ x t); [exact L | exact P]).
  rewrite <- D in P'.
  pose proof (made_root _ _ (step_at (chain t) t) P') as M.
  exists (S t). apply (same_stays (times_ (root_of x) (root_of x)) x); [unfold both;
    cbn [start times_ root_of element]; fold t; lia |].
  cbn [at_ times_ root_of element]. fold t. rewrite from_start, (coherent x t L).
  etransitivity; [exact M |]. apply lift_same, D.
Qed.

Section Squares.
Variable K : ordered_field.
Add Field K_f' : (K_field K) (morphism (of_Q_morph K), constants [f_cst], setoid (K_setoid K) (K_ext K)).
Lemma abs_square (r : K) : fabs r * fabs r == r * r.
Proof. destruct (abs_spec r) as [[_ E] | [_ E]]; rewrite E; ring. Qed.
End Squares.

Definition sqrt (x : union) : union := fabs (root_of x : union).
Theorem sqrt_root (x : union) : 0 <= x -> 0 <= sqrt x /\ sqrt x * sqrt x == x.
Proof.
  intros P. split; [apply abs_nonneg |]. etransitivity; [apply (abs_square union) | apply root_of_root, P].
Qed.

(** There 1/0 is 0. *)
Lemma inverse_0 : (/ 0 : union) == 0.
Proof. exists 0%nat. intros m _. cbn. unfold inverse_of. destruct (eq_dec _ _) as [E | E]; [reflexivity |].
  destruct E. reflexivity. Qed.
