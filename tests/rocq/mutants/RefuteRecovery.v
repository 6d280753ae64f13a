(** * Refutations of mutants of E0: small matrices over the rational numbers *)

From Coq Require Import ZArith QArith List Lia Lqa Permutation.
From Barriers Require Import OrderedFields LinearSystems Lengths Recovery RecoveryExamples.
From Mutants Require Import Verdicts.
Import ListNotations.

Canonical Structure Q_field.

Section Properties.
Open Scope field_scope.
Context {K : ordered_field}.
Add Field K_f : (K_field K) (morphism (of_Q_morph K), constants [f_cst], setoid (K_setoid K) (K_ext K)).

(** ** Vectors and matrices by their entries *)

Definition vector (l : list K) (i : nat) : K := nth i l 0.
Definition matrix (l : list (list K)) (i j : nat) : K := vector (nth i l []) j.

(** One row, 1 and -1; two rows, with the kernel (1, 1, 1); one column, with a second row 0. *)
Definition balance : nat -> nat -> K := matrix [[1; - (1)]].
Definition differences : nat -> nat -> K := matrix [[1; - (1); 0]; [0; 1; - (1)]].
Definition column : nat -> nat -> K := matrix [[1]; [0]].
(** What there is for s = 0, or without columns. *)
Definition nothing : nat -> nat -> K := fun _ _ => 0.

(** ** Their null space properties *)

(** For at most one index the property speaks of each entry. *)
Lemma property_1 m N (A : nat -> nat -> K) (root rho gamma : K) :
  (forall x r, rows_at_most m (image N A x) r ->
    0 <= rho / root * size N x + gamma * r /\
    forall j, (j < N)%nat -> fabs (x j) <= rho / root * (size N x - fabs (x j)) + gamma * r) ->
  null_space_property m N A 1 root rho gamma.
Proof.
  intros H x S T r P L R. destruct (H x r R) as [H0 H1]. clear H.
  assert (E : size N x == norm1 S x + norm1 T x) by apply (parts_over N S T _ P). unfold norm1 at 1 in E.
  set (q := rho / root) in *. clearbody q.
  destruct S as [| j [| k S]]; [| | simpl in L; lia]; cbn [over] in E.
  - assert (E' : norm1 T x == size N x) by fra.
    assert (X : 0 <= q * norm1 T x + gamma * r) by (rewrite E'; exact H0).
    split; [exact X |]. apply mult_nonneg; exact X.
  - assert (B : (j < N)%nat) by (apply in_below, (Permutation_in j P); left; reflexivity).
    specialize (H1 j B). assert (E' : norm1 T x == size N x - fabs (x j)) by fra.
    assert (X : fabs (x j) <= q * norm1 T x + gamma * r) by (rewrite E'; exact H1).
    pose proof (abs_nonneg (x j)) as Z. split; [fra |].
    pose proof (square_at_most _ _ Z X) as Sq. unfold dot. cbn [over].
    assert (Y : x j * x j == fabs (x j) * fabs (x j)) by (destruct (abs_spec (x j)) as [[_ Y] | [_ Y]]; rewrite Y; fra).
    rewrite Y. fra.
Qed.

(** An entry of the image is at most r. *)
Lemma entry_bound (a b r : K) : 0 <= r -> a * a + b * b <= r * r -> - r <= a <= r.
Proof.
  intros R H. pose proof (square_nonneg b). split; [| apply square_le_cancel; fra].
  assert (- a <= r) by (apply square_le_cancel; fra). fra.
Qed.

Ltac entries x :=
  repeat match goal with |- context [fabs (x ?j)] => let a := fresh "a" in let h := fresh in
    pose proof (abs_spec (x j)) as h; set (a := fabs (x j)) in *; clearbody a end.

Lemma balance_property (root rho : K) : rho / root == 1 -> null_space_property 1 2 balance 1 root rho 1.
Proof.
  intros E. apply property_1. intros x r [R0 R]. set (q := rho / root) in *. clearbody q.
    unfold dot, image, size, norm1, below in *. simpl in *.
  unfold balance, matrix, vector in *. simpl in *.
  assert (B : - r <= x O - x 1%nat <= r) by (apply (entry_bound _ 0); fra).
  split; [entries x; rewrite E; fra |]. intros [| [| j]] L; [| | lia]; entries x; rewrite E; fra.
Qed.

Lemma differences_property : null_space_property 2 3 differences 1 1 ($(1 # 2)) ($2).
Proof.
  apply property_1. intros x r [R0 R]. unfold dot, image, size, norm1, below in *. simpl in *.
  unfold differences, matrix, vector in *. simpl in *.
  assert (E : $(1 # 2) / 1 == ($(1 # 2) : K)) by (field; apply one_neq_zero). set (q := $(1 # 2) / 1) in *. clearbody q.
  assert (B : - r <= x O - x 1%nat <= r) by (apply (entry_bound _ (x 1%nat - x 2%nat)); fra).
  assert (C : - r <= x 1%nat - x 2%nat <= r) by (apply (entry_bound _ (x O - x 1%nat)); fra).
  split; [entries x; rewrite E; fra |]. intros [| [| [| j]]] L; [| | | lia]; entries x; rewrite E; fra.
Qed.

Lemma column_property (root : K) : root == 1 \/ root == - (1) -> null_space_property 2 1 column 1 root ($(1 # 2)) 1.
Proof.
  intros E. apply property_1. intros x r [R0 R]. unfold dot, image, size, norm1, below in *. simpl in *.
  unfold column, matrix, vector in *. simpl in *.
  assert (B : - r <= x O <= r) by (apply (entry_bound _ 0); fra).
  assert (Q : $(1 # 2) / root == ($(1 # 2) : K) \/ $(1 # 2) / root == (- $(1 # 2) : K)).
  { assert (I : / root * root == 1) by (apply (finv_left K); fra). unfold fdiv.
    destruct E as [E | E]; rewrite E in I |- *; [left | right]; fra. }
  set (q := $(1 # 2) / root) in *. clearbody q.
  split; [| intros [| j] L; [| lia]]; entries x; destruct Q as [Q | Q]; rewrite Q; fra.
Qed.
End Properties.

(** Of order 0 it says nothing. *)
Lemma property_0 m N (A : nat -> nat -> Q) : null_space_property (K := Q_field) m N A 0 0%F ($(1 # 2))%F 1%F.
Proof.
  intros x S T r P L R. destruct S as [| j S]; [| simpl in L; lia]. destruct R as [R _].
  assert (E : (($(1 # 2) : Q_field) / 0 == 0)%F) by reflexivity.
  assert (X : (0 <= ($(1 # 2) : Q_field) / 0 * norm1 (K := Q_field) T x + 1 * r)%F) by (rewrite E; fra).
  split; [exact X |]. apply mult_nonneg; exact X.
Qed.

(** Without columns there are no indices. *)
Definition empty : nat -> nat -> Q := fun _ _ => 0.
Lemma empty_property m s (root : Q) : null_space_property (K := Q_field) m 0 empty s root ($(1 # 2))%F 1%F.
Proof.
  intros x S T r P L [R _]. apply Permutation_sym, Permutation_nil in P. apply app_eq_nil in P as [-> ->].
  assert (X : (0 <= ($(1 # 2) : Q_field) / root * norm1 (K := Q_field) [] x + 1 * r)%F) by (unfold norm1; cbn [over];
    fra).
  split; [exact X |]. apply mult_nonneg; exact X.
Qed.

(** ** A mutant at given values

    [falls m vs] gives [m] one value of [vs] for each variable, shows what it assumes, and computes what is left. *)

Ltac agrees := vm_compute; reflexivity.
Ltac shown :=
  lazymatch goal with
  | |- null_space_property _ _ balance _ _ _ _ => apply balance_property; agrees
  | |- null_space_property _ _ differences _ _ _ _ => exact differences_property
  | |- null_space_property _ _ column _ _ _ _ => apply column_property; first [left; agrees | right; agrees]
  | |- null_space_property _ _ nothing _ _ _ _ => apply property_0
  | |- null_space_property _ _ empty _ _ _ _ => apply empty_property
  | |- parts _ _ _ => apply Permutation_refl
  | |- _ => fact
  end.

Ltac falls_by shown m vs :=
  lazymatch type of m with
  | ?A -> ?B =>
      lazymatch type of A with
      | Prop => let a := fresh in assert (a : A) by (clear m; shown ()); specialize (m a); falls_by shown m vs
      | _ => lazymatch vs with (?v, ?rest) => specialize (m v); falls_by shown m rest end
      end
  | forall x, _ => lazymatch vs with (?v, ?rest) => specialize (m v); falls_by shown m rest end
  | _ /\ _ => let a := fresh in let b := fresh in destruct m as [a b]; first [falls_by shown b vs | falls_by shown a vs]
  | _ => absurdity m
  end.

Ltac falls m vs := falls_by ltac:(fun _ => shown) m vs.

Notation K := Q_field.
Notation "x ;; y" := (x, y) (at level 61, right associativity, only parsing).
Definition one : K := 1%Q.
Definition half : K := of_Q (K := K) (1 # 2).
Definition minus : K := -1 # 1.
Definition of (l : list Q) : nat -> K := vector (K := K) l.

(** ** E0 *)

(** The kernel of [balance] is (1, 1): rho = 1 is too large, and so is 1/2 if the root is 1/2. *)
Definition gamma2 : K := of_Q (K := K) (2 # 1).
Definition units : nat -> K := of [1; 1; 1].
Definition negative_units : nat -> K := of [-1 # 1; -1 # 1; -1 # 1].
Definition zero : nat -> K := of [].

Ltac refute_Recovery_E0_recovery m :=
  let on_balance root rho := falls m (K ;; 1%nat ;; 2%nat ;; balance (K := K) ;; 1%nat ;; root ;; rho ;; one ;;
    of [-1 # 1; 0] ;; of [0; 1] ;; [0%nat] ;; [1%nat] ;; 0%Q ;; tt) in
  let sparse x S T r := falls m (K ;; 2%nat ;; 3%nat ;; differences (K := K) ;; 1%nat ;; one ;; half ;; gamma2 ;;
    x ;; zero ;; S ;; T ;; r ;; tt) in
  let none root := falls m (K ;; 1%nat ;; 1%nat ;; nothing (K := K) ;; 0%nat ;; root ;; half ;; one ;; of [0] ;;
    of [1] ;;
    (@nil nat) ;; [0%nat] ;; 0%Q ;; tt) in
  first
    [ on_balance one one | on_balance half half | on_balance one half | none 0%Q
    | sparse negative_units [0%nat] [1%nat; 2%nat] 0%Q
    | sparse negative_units (@nil nat) (@nil nat) 0%Q
    | sparse negative_units [0%nat; 1%nat; 2%nat] (@nil nat) 0%Q
    | sparse (of [1]) [0%nat] [1%nat; 2%nat] (-100 # 1)%Q ].

(** lambda, C^, y, x, z, f, b, S, T *)
Ltac sharp on_balance on_differences on_column :=
  first
    [ on_balance one one one 1%Q | on_balance half half one 9%Q | on_balance one half half 9%Q
    | on_differences negative_units zero 0%Q 0%Q | on_differences (of [1]) zero 0%Q 1%Q
    | on_column minus half (1 # 2)%Q (-9 # 1)%Q zero zero 1%Q 0%Q
    | on_column one half minus (-9 # 2)%Q zero zero 1%Q 0%Q
    | on_column one half 2%Q (9 # 4)%Q (of [1]) (of [1]) 1%Q 0%Q
    | on_column one half half 0%Q (of [1]) (of [1]) 1%Q 0%Q
    | on_column one half half 9%Q (of [1]) (of [1]) (-100 # 1)%Q 0%Q
    | on_column one half half 9%Q (of [1]) (of [1]) 1%Q (-100 # 1)%Q ].
Ltac refute_Recovery_E0_sharpness m :=
  let on_balance root rho lambda width := falls m (K ;; 1%nat ;; 2%nat ;; balance (K := K) ;; 1%nat ;; root ;; rho ;;
    one ;;
    lambda ;; width ;; of [-1 # 1] ;; of [-1 # 1; 0] ;; of [0; 1] ;; lambda ;; 0%Q ;; [0%nat] ;; [1%nat] ;; tt) in
  let differences_at S T x z f b := falls m (K ;; 2%nat ;; 3%nat ;; differences (K := K) ;; 1%nat ;; one ;; half ;;
    gamma2 ;;
    (1 # 4)%Q ;; 18%Q ;; zero ;; x ;; z ;; f ;; b ;; S ;; T ;; tt) in
  let on_differences x z f b :=
    first [differences_at [0%nat] [1%nat; 2%nat] x z f b | differences_at (@nil nat) (@nil nat) x z f b
          | differences_at [0%nat; 1%nat; 2%nat] (@nil nat) x z f b] in
  let on_column root rho lambda width y x f b := falls m (K ;; 2%nat ;; 1%nat ;; column (K := K) ;; 1%nat ;; root ;;
    rho ;; one ;;
    lambda ;; width ;; y ;; x ;; zero ;; f ;; b ;; [0%nat] ;; (@nil nat) ;; tt) in
  sharp on_balance on_differences on_column.
Ltac refute_Recovery_E0_best_terms m :=
  let on_balance root rho lambda width := falls m (K ;; 1%nat ;; 2%nat ;; balance (K := K) ;; 1%nat ;; root ;; rho ;;
    one ;;
    lambda ;; width ;; of [-1 # 1] ;; of [-1 # 1; 0] ;; of [0; 1] ;; lambda ;; 0%Q ;; tt) in
  let on_differences x z f b := falls m (K ;; 2%nat ;; 3%nat ;; differences (K := K) ;; 1%nat ;; one ;; half ;;
    gamma2 ;;
    (1 # 4)%Q ;; 18%Q ;; zero ;; x ;; z ;; f ;; b ;; tt) in
  let on_column root rho lambda width y x f b := falls m (K ;; 2%nat ;; 1%nat ;; column (K := K) ;; 1%nat ;; root ;;
    rho ;; one ;;
    lambda ;; width ;; y ;; x ;; zero ;; f ;; b ;; tt) in
  sharp on_balance on_differences on_column.
Ltac refute_Recovery_sigma_least m :=
  let at_ N s x S T := falls m (K ;; N ;; s ;; x ;; S ;; T ;; tt) in
  first [ at_ 2%nat 1%nat units [0%nat] [1%nat] | at_ 2%nat 1%nat (of [1; 2]) [0%nat] [1%nat]
        | at_ 2%nat 1%nat units (@nil nat) (@nil nat) | at_ 2%nat 1%nat units [0%nat; 1%nat] (@nil nat)
        | at_ 2%nat 1%nat units (@nil nat) [0%nat; 1%nat] ].

(** lambda, C^, y, x, z, f, u, eta, S, T *)
Ltac refute_Recovery_E0_output m :=
  let on_balance root rho lambda width := falls m (K ;; 1%nat ;; 2%nat ;; balance (K := K) ;; 1%nat ;; root ;; rho ;;
    one ;;
    lambda ;; width ;; of [-1 # 1] ;; of [-1 # 1; 0] ;; of [0; 1] ;; lambda ;; of [- lambda] ;; 0%Q ;; [0%nat] ;;
      [1%nat] ;; tt) in
  let on_differences x S T := falls m (K ;; 2%nat ;; 3%nat ;; differences (K := K) ;; 1%nat ;; one ;; half ;; gamma2 ;;
    (1 # 4)%Q ;; 18%Q ;; zero ;; x ;; zero ;; 0%Q ;; zero ;; 0%Q ;; S ;; T ;; tt) in
  let on_column root lambda width y x f u eta := falls m (K ;; 2%nat ;; 1%nat ;; column (K := K) ;; 1%nat ;; root ;;
    half ;;
    one ;; lambda ;; width ;; y ;; x ;; zero ;; f ;; u ;; eta ;; [0%nat] ;; (@nil nat) ;; tt) in
  first
    [ on_balance one one one 1%Q | on_balance half half one 9%Q | on_balance one half half 9%Q
    | on_differences units [0%nat] [1%nat; 2%nat] | on_differences (of [0; 1; 1]) [0%nat] [1%nat; 2%nat]
    | on_differences negative_units [0%nat] [1%nat; 2%nat]
    | on_differences units (@nil nat) (@nil nat) | on_differences units [0%nat; 1%nat; 2%nat] (@nil nat)
    | on_column minus half (-9 # 1)%Q zero zero 1%Q zero 0%Q
    | falls m (K ;; 0%nat ;; 0%nat ;; empty ;; 1%nat ;; one ;; half ;; one ;; minus ;; (-9 # 2)%Q ;; zero ;; zero ;;
        zero ;; 1%Q ;; zero ;; 0%Q ;; (@nil nat) ;; (@nil nat) ;; tt)
    | on_column one 2%Q (9 # 4)%Q (of [1]) (of [1]) 1%Q (of [1]) 0%Q
    | on_column one half 0%Q (of [1]) (of [1]) 1%Q zero 0%Q
    | on_column one half 9%Q (of [1]) (of [1]) 1%Q (of [1]) 0%Q
    | on_column one half 9%Q (of [0; 1]) zero 1%Q (of [0; 100]) 1%Q
    | on_column one half 9%Q zero zero (-100 # 1)%Q zero 0%Q
    | on_column one half 9%Q zero zero 1%Q zero (-100 # 1)%Q ].
