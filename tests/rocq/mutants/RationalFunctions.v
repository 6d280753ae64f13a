(** * An ordered field with infinitesimals: rational functions in n, two of them compared at all large n *)

From Coq Require Import QArith List Lia Lqa PeanoNat Setoid Ring_theory.
From Coq Require Import OrderedRing.
From Barriers Require Import OrderedFields.
Import ListNotations.
Open Scope Q_scope.

(** ** At all large n *)

Definition eventually (A : nat -> Prop) : Prop := exists m, forall n, (m <= n)%nat -> A n.
Lemma at_all (A : nat -> Prop) : (forall n, A n) -> eventually A. Proof. intros H. exists O. auto. Qed.
Lemma at_both (A B C : nat -> Prop) : (forall n, A n -> B n -> C n) -> eventually A -> eventually B -> eventually C.
Proof. intros I [m H] [k G]. exists (Nat.max m k). intros n L. apply I; [apply H | apply G]; lia. Qed.
Lemma at_same (A B : nat -> Prop) : (forall n, A n -> B n) -> eventually A -> eventually B.
Proof. intros I [m H]. exists m. auto. Qed.
Lemma at_one (A : nat -> Prop) : (forall n, ~ A n) -> ~ eventually A.
Proof. intros N [m H]. exact (N m (H m (le_n m))). Qed.

(** ** Polynomials in n: in the end positive, negative or 0 *)

Definition whole (n : nat) : Q := inject_Z (Z.of_nat n).
Lemma whole_nonneg n : 0 <= whole n. Proof. unfold whole, Qle, inject_Z. cbn. lia. Qed.
Lemma whole_next n : whole (S n) == whole n + 1.
Proof. unfold whole. rewrite Nat2Z.inj_succ, <- Z.add_1_r, inject_Z_plus. reflexivity. Qed.
Fixpoint poly (p : list Q) (n : nat) : Q := match p with [] => 0 | a :: p => a + whole n * poly p n end.
Fixpoint plus (p q : list Q) : list Q :=
  match p, q with [], _ => q | _, [] => p | a :: p, b :: q => (a + b) :: plus p q end.
Definition times_number (a : Q) (p : list Q) : list Q := map (Qmult a) p.
Fixpoint times (p q : list Q) : list Q := match p with [] => [] | a :: p => plus (times_number a q) (0 :: times p q)
  end.

Lemma poly_plus p q n : poly (plus p q) n == poly p n + poly q n.
Proof. revert q. induction p as [| a p IH]; intros [| b q]; simpl; [ring | ring | ring |]. rewrite IH. ring. Qed.
Lemma poly_times_number a p n : poly (times_number a p) n == a * poly p n.
Proof. induction p as [| b p IH]; simpl; [ring |]. unfold times_number in IH. rewrite IH. ring. Qed.
Lemma poly_times p q n : poly (times p q) n == poly p n * poly q n.
Proof. induction p as [| a p IH]; simpl; [ring |]. rewrite poly_plus, poly_times_number. simpl. rewrite IH. ring. Qed.

Lemma large (a c : Q) : 0 < c -> eventually (fun n => 1 <= a + whole n * c).
Proof.
  intros C. exists (Z.to_nat (Qnum ((1 - a) / c)) + 1)%nat. intros n L.
  assert (E : (1 - a) / c <= whole n).
  { destruct ((1 - a) / c) as [u v]. cbn [Qnum] in L. unfold whole, Qle, inject_Z. cbn [Qnum Qden].
    assert (u <= Z.of_nat n)%Z by lia. nia. }
  assert (F : (1 - a) / c * c == 1 - a) by (field; lra). nra.
Qed.
Definition in_the_end_positive (p : list Q) : Prop := exists c, 0 < c /\ eventually (fun n => c <= poly p n).
Definition in_the_end_negative (p : list Q) : Prop := exists c, 0 < c /\ eventually (fun n => poly p n <= - c).
Definition sign p :
  {in_the_end_positive p} + {in_the_end_negative p} + {eventually (fun n => poly p n == 0)}.
Proof.
  induction p as [| a p [[P | N] | Z]].
  - right. apply at_all. reflexivity.
  - left. left. destruct P as (c & C & P). exists 1. split; [reflexivity |]. pose proof (large a c C) as G.
    revert P G. apply at_both. intros n P G. simpl.
    pose proof (whole_nonneg n) as W. nra.
  - left. right. destruct N as (c & C & N). exists 1. split; [reflexivity |]. pose proof (large (- a) c C) as G.
    revert N G. apply at_both. intros n N G. simpl.
    pose proof (whole_nonneg n) as W. nra.
  - destruct (Qlt_le_dec 0 a) as [L | L].
    + left. left. exists a. split; [exact L |]. revert Z. apply at_same. intros n E. simpl. rewrite E. lra.
    + destruct (Qlt_le_dec a 0) as [L' | L'].
      * left. right. exists (- a). split; [lra |]. revert Z. apply at_same. intros n E. simpl. rewrite E. lra.
      * right. revert Z. apply at_same. intros n E. simpl. rewrite E. lra.
Defined.

(** ** Quotients of polynomials, as what they are at large n *)

Record quotient := {
  at_ : nat -> Q;
  over : list Q;
  under : list Q;
  under_positive : eventually (fun n => 0 < poly under n);
  as_quotient : eventually (fun n => at_ n * poly under n == poly over n)
}.
Section Quotients.
Implicit Types f g h : quotient.

Definition number (q : Q) : quotient.
Proof.
  refine {| at_ := fun _ => q; over := [q]; under := [1] |}; apply at_all; intros n; simpl; [lra | ring].
Defined.
Definition sum f g : quotient.
Proof.
  refine {| at_ := fun n => at_ f n + at_ g n; over := plus (times (over f) (under g)) (times (over g) (under f));
            under := times (under f) (under g) |}.
  - generalize (under_positive g), (under_positive f). apply at_both. intros n P P'. rewrite poly_times. nra.
  - generalize (as_quotient g), (as_quotient f). apply at_both. intros n E E'.
    rewrite poly_plus, !poly_times, <- E, <- E'. ring.
Defined.
Definition product f g : quotient.
Proof.
  refine {| at_ := fun n => at_ f n * at_ g n; over := times (over f) (over g); under := times (under f) (under g) |}.
  - generalize (under_positive g), (under_positive f). apply at_both. intros n P P'. rewrite poly_times. nra.
  - generalize (as_quotient g), (as_quotient f). apply at_both. intros n E E'. rewrite !poly_times, <- E, <- E'. ring.
Defined.
Definition opposite f : quotient.
Proof.
  refine {| at_ := fun n => - at_ f n; over := times_number (-1 # 1) (over f); under := under f;
            under_positive := under_positive f |}.
  generalize (as_quotient f). apply at_same. intros n E. rewrite poly_times_number, <- E. ring.
Defined.
Definition difference f g : quotient := sum f (opposite g).

Definition equal f g : Prop := eventually (fun n => at_ f n == at_ g n).
Definition at_most_as f g : Prop := eventually (fun n => at_ f n <= at_ g n).
Definition less f g : Prop := eventually (fun n => at_ f n < at_ g n).

(** The sign of a quotient is that of what is above. *)
Definition compared f g : {less f g} + {less g f} + {equal f g}.
Proof.
  set (h := difference g f). pose proof (under_positive h) as P. pose proof (as_quotient h) as E.
  assert (V : forall n, at_ h n == at_ g n - at_ f n) by (intros n; unfold h, difference; simpl; ring).
  assert (I : forall (A B : nat -> Prop), (forall n, 0 < poly (under h) n ->
    at_ h n * poly (under h) n == poly (over h) n -> A n -> B n) ->
    eventually A -> eventually B).
  { intros A B I X. revert X. apply (at_both _ A B (fun n x a => I n (proj1 x) (proj2 x) a)). revert P E.
    apply at_both. auto. }
  clearbody h. destruct (sign (over h)) as [[S | S] | S].
  - left. left. destruct S as (c & C & S). revert S. apply I. intros n. rewrite V.
    generalize (poly (under h) n), (poly (over h) n). intros x y X EX Y. nra.
  - left. right. destruct S as (c & C & S). revert S. apply I. intros n. rewrite V.
    generalize (poly (under h) n), (poly (over h) n). intros x y X EX Y. nra.
  - right. revert S. apply I. intros n. rewrite V.
    generalize (poly (under h) n), (poly (over h) n). intros x y X EX Y. rewrite Y in EX.
    apply Qmult_integral in EX as [EX | EX]; lra.
Defined.

Definition inverse f : quotient.
Proof.
  destruct (sign (over f)) as [[S | S] | S].
  - refine {| at_ := fun n => / at_ f n; over := under f; under := over f |}.
    + destruct S as (c & C & S). revert S. apply at_same. intros n L. lra.
    + destruct S as (c & C & S). revert S. apply at_both with (2 := as_quotient f). intros n E L.
      rewrite <- E. field. intros Z. rewrite Z in E. lra.
  - refine {| at_ := fun n => / at_ f n; over := times_number (-1 # 1) (under f);
      under := times_number (-1 # 1) (over f) |}.
    + destruct S as (c & C & S). revert S. apply at_same. intros n L. rewrite poly_times_number. lra.
    + destruct S as (c & C & S). revert S. apply at_both with (2 := as_quotient f). intros n E L.
      rewrite !poly_times_number, <- E. field. intros Z. rewrite Z in E. lra.
  - refine {| at_ := fun n => / at_ f n; over := []; under := [1] |}; [apply at_all; intros n; simpl; lra |].
    generalize (under_positive f), (as_quotient f). intros P E. revert S.
    apply (at_both (fun n => 0 < poly (under f) n /\ at_ f n * poly (under f) n == poly (over f) n)).
    + intros n [L X] Z. simpl. rewrite Z in X. apply Qmult_integral in X as [X | X]; [rewrite X; change (/ 0) with 0;
        ring | lra].
    + revert P E. apply at_both. auto.
Defined.
Lemma inverse_at f n : at_ (inverse f) n == / at_ f n.
Proof. unfold inverse. destruct (sign (over f)) as [[S | S] | S]; reflexivity. Qed.

Definition rational_functions : ordered_field.
Proof.
  refine {| carrier := quotient; fzero := number 0; fone := number 1; fadd := sum; fmul := product; fsub := difference;
    fopp := opposite; finv := inverse; feq := equal; fleq := at_most_as; flt := less |}.
  - constructor.
    + constructor; [intros f; apply at_all; reflexivity | intros f g; apply at_same; intros n E; symmetry; exact E |].
      intros f g h. apply at_both. intros n E G. rewrite E. exact G.
    + intros f f' E g g'. revert E. apply at_both. intros n E G. simpl. rewrite E, G. reflexivity.
    + intros f f' E g g'. revert E. apply at_both. intros n E G. simpl. rewrite E, G. reflexivity.
    + intros f f'. apply at_same. intros n E. simpl. rewrite E. reflexivity.
    + intros f f' E g g' G. assert (B : eventually (fun n => at_ f n == at_ f' n /\ at_ g n == at_ g' n)) by (revert E
        G; apply at_both; auto).
      split; revert B; apply at_both; intros n [X Y]; rewrite X, Y; auto.
    + intros f f' E g g' G. assert (B : eventually (fun n => at_ f n == at_ f' n /\ at_ g n == at_ g' n)) by (revert E
        G; apply at_both; auto).
      split; revert B; apply at_both; intros n [X Y]; rewrite X, Y; auto.
    + constructor; intros; apply at_all; intros n; simpl; ring.
    + intros f. apply at_all. intros n. apply Qle_refl.
    + intros f g. apply at_both. intros n. apply Qle_antisym.
    + intros f g h. apply at_both. intros n. apply Qle_trans.
    + intros f g. split.
      * intros L. split; [revert L; apply at_same; intros n; apply Qlt_le_weak |]. intros E.
        destruct (at_both _ _ (fun _ => False) (fun n (A : at_ f n < at_ g n) (B : at_ f n == at_ g n) => Qlt_not_eq _
          _ A B) L E) as [m H].
        exact (H m (le_n m)).
      * intros [L N]. destruct (compared f g) as [[C | C] | C]; [exact C | | contradiction].
        destruct (at_both _ _ (fun _ => False) (fun n (A : at_ f n <= at_ g n) (B : at_ g n < at_ f n) => Qlt_not_le _
          _ B A) L C) as [m H].
        destruct (H m (le_n m)).
    + intros f g. destruct (compared f g) as [[C | C] | C]; auto.
    + intros f g h. apply at_same. intros n L. simpl. lra.
    + intros f g. apply at_both. simpl. intros n. nra.
    + apply at_one. intros n. simpl. discriminate.
  - intros f g. apply at_same. intros n E. rewrite !inverse_at, E. reflexivity.
  - intros f N. destruct (compared f (number 0)) as [[C | C] | C]; [| | contradiction];
      (revert C; apply at_same; cbn -[inverse]; intros n L; rewrite inverse_at; field; lra).
  - intros f g. destruct (compared f g) as [[C | C] | C]; [left; exact C | right | right].
    + revert C. apply at_same. intros n. apply Qlt_le_weak.
    + revert C. apply at_same. intros n E. rewrite E. apply Qle_refl.
Defined.

(** 1/(n+1) *)
Definition infinitesimal : rational_functions.
Proof.
  refine {| at_ := fun n => / (1 + whole n); over := [1]; under := [1; 1] |}; apply at_all; intros n;
    pose proof (whole_nonneg n); simpl; [lra | field; lra].
Defined.

Lemma infinitesimal_positive : (fzero < infinitesimal)%F.
Proof.
  apply at_all. intros n. change (0 < / (1 + whole n)). apply Qinv_lt_0_compat. pose proof (whole_nonneg n). lra.
Qed.
End Quotients.
