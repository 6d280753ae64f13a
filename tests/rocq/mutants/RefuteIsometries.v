(** * Refutations of mutants of E3's constants: numbers delta for which the two roots are rational *)

From Coq Require Import ZArith QArith List Lia Lqa Permutation.
From Barriers Require Import OrderedFields LinearSystems Lengths Recovery Isometries Hadamard.
From Mutants Require AllRoots.
From Mutants Require Import Verdicts RefuteRecovery StrongerGershgorin RootField.
Import ListNotations.

Canonical Structure Q_field.
Open Scope Q_scope.

(** For delta = 4/sqrt 41 the two roots are there in the field that has all roots; w is 5/sqrt 41, and rho is 1. *)
Section Bound.
Open Scope field_scope.
Context {K : ordered_field}.
Add Field K_f : (K_field K) (morphism (of_Q_morph K), constants [f_cst], setoid (K_setoid K) (K_ext K)).
Variable sqrt : K -> K.
Hypothesis sqrt_root : forall a, 0 <= a -> 0 <= sqrt a /\ sqrt a * sqrt a == a.

Lemma root_positive a : 0 < a -> 0 < sqrt a.
Proof.
  intros A. destruct (sqrt_root a (lt_le _ _ A)) as [R E]. apply lt_not_le. intros C. assert (Z : sqrt a == 0) by fra.
  rewrite Z in E. fra.
Qed.

Lemma at_the_bound : exists delta w v : K, 0 < delta /\ $41 * (delta * delta) <= $16 /\ 0 < w /\
  w * w == 1 - delta * delta /\ 0 < v /\ v * v == 1 + delta /\ ~ rho_of delta w < 1.
Proof.
  assert (P : 0 < ($41 : K)) by fra. pose proof (root_positive _ P) as R. destruct (sqrt_root _ (lt_le _ _ P)) as [_ E].
  set (r := sqrt ($41)) in *. clearbody r. assert (I : / r * r == 1) by (apply (finv_left K); fra).
  pose proof (inverse_positive r R) as I0. set (i := / r) in *. clearbody i.
  assert (S : $41 * (i * i) == 1).
  { rewrite <- E. transitivity (i * r * (i * r)); [ring | rewrite I; ring]. }
  set (delta := $4 * i). assert (D : 0 < delta) by (unfold delta; fra).
  assert (DD : $41 * (delta * delta) == $16).
  { transitivity ($16 * ($41 * (i * i))); [unfold delta; ring | rewrite S; ring]. }
  exists delta, (sqrt (1 - delta * delta)), (sqrt (1 + delta)).
  assert (A : 0 < 1 - delta * delta) by fra. assert (B : 0 < 1 + delta) by fra.
  pose proof (root_positive _ A) as W. destruct (sqrt_root _ (lt_le _ _ A)) as [_ WW].
  pose proof (root_positive _ B) as V. destruct (sqrt_root _ (lt_le _ _ B)) as [_ VV].
  set (w := sqrt (1 - delta * delta)) in *. clearbody w.
  repeat split; try assumption; [rewrite DD; fra |].
  assert (Z : (w + $(5 # 4) * delta) * (w - $(5 # 4) * delta) == 0).
  { transitivity (w * w - $(25 # 16) * (delta * delta)); [ring | rewrite WW; fra]. }
  assert (J : / (w + $(5 # 4) * delta) * (w + $(5 # 4) * delta) == 1) by (apply (finv_left K); fra).
  assert (E' : w == $(5 # 4) * delta).
  { assert (w - $(5 # 4) * delta == 0); [| fra].
    transitivity (/ (w + $(5 # 4) * delta) * (w + $(5 # 4) * delta) * (w - $(5 # 4) * delta)); [rewrite J; ring |].
    transitivity (/ (w + $(5 # 4) * delta) * ((w + $(5 # 4) * delta) * (w - $(5 # 4) * delta))); [ring | rewrite Z;
      ring]. }
  assert (Q : rho_of delta w == 1).
  { unfold rho_of, fdiv. assert (X : w - $(1 # 4) * delta == delta) by fra. rewrite X. apply mult_inv_r. fra. }
  rewrite Q. intros C. fra.
Qed.
End Bound.
Ltac on_the_bound m :=
  let N := fresh in
  destruct (at_the_bound AllRoots.sqrt AllRoots.sqrt_root) as (delta & w & v & ? & ? & ? & ? & ? & ? & N);
  apply N; eapply m; eassumption.

(** delta, w = sqrt (1 - delta^2), v = sqrt (1 + delta); delta = 336/625 < 4/sqrt 41 < 0.6311 < 0.6433 < 0.99 *)
Ltac refute_Isometries_constants_range m :=
  let at_ delta w v := falls m (K ;; delta ;; w ;; v ;; tt) in
  first
    [ at_ (336 # 625) (527 # 625) (31 # 25) | at_ (336 # 625) (-527 # 625) (31 # 25)
    | at_ (336 # 625) (527 # 625) (-31 # 25) | at_ (336 # 625) (1 # 100) (31 # 25) | at_ 0 1 1
    | at_ (118320 # 187489) (145439 # 187489) (553 # 433) | at_ (14280 # 22201) (16999 # 22201) (191 # 149)
    | at_ (840 # 841) (41 # 841) (41 # 29) | on_the_bound m ].

(** ** One column, A = 1; no row *)

Definition single : nat -> nat -> K := matrix (K := K) [[1]].
Lemma single_isometry (delta : K) (t : nat) : 0 <= delta -> isometry (K := Q_field) 1 1 single t delta.
Proof.
  intros D x S T _ _ _. change ((1 - delta) * (x O * x O + 0) <= (1 * x O + 0) * (1 * x O + 0) + 0 <= (1 + delta)
    * (x O * x O + 0))%Q.
  pose proof (Qmult_le_0_compat _ _ D (ltac:(nra) : 0 <= x O * x O)%Q). split; nra.
Qed.

(** ** Twice the same column; orthonormal columns; three unit columns, nearly, with the sum 0 *)

Definition twice : nat -> nat -> K := matrix (K := K) [[1; 1]].
Lemma twice_isometry (delta : K) : 0 <= delta -> isometry (K := Q_field) 1 2 twice 1 delta.
Proof.
  intros D x S T P L Z.
  assert (E : (x O == 0 \/ x 1%nat == 0)%Q).
  { assert (I : forall j, In j S \/ In j T <-> (j < 2)%nat).
    { intros j. rewrite <- in_app_iff, <- in_below. split; apply Permutation_in; [exact P | apply Permutation_sym, P]. }
    destruct S as [| a [| b S]]; [| | simpl in L; lia].
    - left. apply Z. destruct (proj2 (I O)) as [[] | H]; [lia | exact H].
    - destruct (proj2 (I O)) as [[H | []] | H]; [lia | | left; apply Z, H].
      destruct (proj2 (I 1%nat)) as [[G | []] | G]; [lia | congruence | right; apply Z, G]. }
  change ((1 - delta) * (x O * x O + (x 1%nat * x 1%nat + 0)) <= (1 * x O + (1 * x 1%nat + 0))
    * (1 * x O + (1 * x 1%nat + 0)) + 0
    <= (1 + delta) * (x O * x O + (x 1%nat * x 1%nat + 0)))%Q.
  pose proof (Qmult_le_0_compat _ _ D (ltac:(nra) : 0 <= x O * x O)%Q).
  pose proof (Qmult_le_0_compat _ _ D (ltac:(nra) : 0 <= x 1%nat * x 1%nat)%Q).
  destruct E as [E | E]; rewrite E in *; split; nra.
Qed.

Definition identity : nat -> nat -> K := unit_entry (K := K).
Lemma identity_isometry (delta : K) t : 0 <= delta -> isometry (K := Q_field) 5 5 identity t delta.
Proof.
  intros D x S T _ _ _.
  assert (E : (dot (below 5) (image 5 identity x) (image 5 identity x) == dot (below 5) x x)%F).
  { unfold dot. apply over_same. intros i Hi. assert (X : (image 5 identity x i == x i)%F); [| rewrite X; reflexivity].
    apply over_pick; [apply below_distinct | exact Hi]. }
  rewrite E. pose proof (dot_nonneg (below 5) x) as N0.
  assert (0 <= (delta : K) * dot (below 5) x x)%F by (apply mult_nonneg; [exact D | exact N0]). split; fra.
Qed.

Definition star3 : nat -> nat -> K := matrix (K := K) [[1; -1 # 2; -1 # 2]; [0; 6 # 7; -6 # 7]].
Lemma star3_isometry (delta : K) : (336 # 625) <= delta -> isometry (K := Q_field) 2 3 star3 2 delta.
Proof.
  intros D. apply (isometry_larger 2 3 star3 2 ((3 # 196) + (number 2 - 1) * (1 # 2))%F); [| ].
  - apply (Qle_trans _ (336 # 625)); [vm_compute; discriminate | exact D].
  - apply E3_gershgorin; [vm_compute; discriminate | vm_compute; discriminate | lia |].
    intros [| [| [| ?]]] [| [| [| ?]]] ? ?; first [exfalso; lia | vm_compute; discriminate].
Qed.

(** A field says nothing of the inverse of 0; with -1 for it, Q is one, too, in which 1/root is negative for root = 0.
*)
Definition inverse (x : Q) : Q := if Qeq_dec x 0 then -1 # 1 else / x.
Definition other_inverse : ordered_field.
Proof.
  refine {| carrier := Q; fzero := 0; fone := 1; fadd := Qplus; fmul := Qmult; fsub := Qminus; fopp := Qopp;
    finv := inverse; feq := Qeq; fleq := Qle; flt := Qlt; ordered_ring := ordered_ring Q_field;
      lt_le_dec := Qlt_le_dec |}.
  - intros x y E. unfold inverse. destruct (Qeq_dec x 0), (Qeq_dec y 0); try reflexivity.
    + exfalso. apply n. rewrite <- E. assumption.
    + exfalso. apply n. rewrite E. assumption.
    + rewrite E. reflexivity.
  - intros x H. unfold inverse. destruct (Qeq_dec x 0); [contradiction |]. rewrite Qmult_comm. apply Qmult_inv_r, H.
Defined.

(** A = 1 again, over a field with sqrt 7903 or sqrt 15, where gamma < 1 for w^2 = 2 - delta^2, or v^2 = delta. *)
Lemma single_in (F : ordered_field) (delta : F) (t : nat) : (0 <= delta)%F -> isometry (K := F) 1 1 unit_entry t delta.
Proof.
  intros D x S T _ _ _.
  assert (E : (dot (below 1) (image 1 unit_entry x) (image 1 unit_entry x) == dot (below 1) x x)%F).
  { unfold dot. apply over_same. intros i Hi. assert (X : (image 1 unit_entry x i == x i)%F); [| rewrite X;
    reflexivity].
    apply over_pick; [apply below_distinct | exact Hi]. }
  rewrite E. pose proof (mult_nonneg _ _ D (dot_nonneg (below 1) x)). split; fra.
Qed.
Ltac holds_in_it :=
  lazymatch goal with
  | |- isometry _ _ _ _ _ => apply single_in; apply le_computes; vm_compute; reflexivity
  | |- flt _ _ => apply lt_computes; vm_compute; reflexivity
  | |- feq _ _ => vm_compute; split; reflexivity
  end.
Ltac fails_in F delta w v m :=
  specialize (m F 1%nat 1%nat (unit_entry (K := F)) 1%nat delta);
  do 2 (match type of m with ?A -> _ => let a := fresh in assert (a : A) by holds_in_it; specialize (m a); clear a end);
  specialize (m w v);
  do 5 (match type of m with ?A -> _ => let a := fresh in assert (a : A) by holds_in_it; specialize (m a); clear a end);
  specialize (m (1, 0));
  do 2 (match type of m with ?A -> _ => let a := fresh in assert (a : A) by holds_in_it; specialize (m a); clear a end);
  specialize (m (fun _ => (1, 0)) [0%nat] [] (1, 0) (Permutation_refl _) (le_n 1)); destruct m as [_ m];
  [split; apply le_computes; vm_compute; reflexivity | apply (not_le _ _ m); vm_compute; reflexivity].

Ltac met_E3 :=
  lazymatch goal with
  | |- isometry _ _ _ (2 * 0) _ => apply isometry_0
  | |- isometry _ _ twice _ _ => apply twice_isometry; vm_compute; discriminate
  | |- isometry _ _ identity _ _ => apply identity_isometry; vm_compute; discriminate
  | |- isometry _ _ star3 _ _ => apply star3_isometry; vm_compute; discriminate
  | |- isometry _ _ single _ _ => apply single_isometry; vm_compute; discriminate
  | |- _ => shown
  end.
Ltac refute_Isometries_E3_isometry m :=
  unfold null_space_property in m;
  let at_ A delta w v root r := falls_by ltac:(fun _ => met_E3) m (K ;; 1%nat ;; 1%nat ;; A ;; 1%nat ;; delta ;; w ;;
    v ;; root ;;
    of [1] ;; [0%nat] ;; (@nil nat) ;; r ;; tt) in
  let wide rows N A root r := falls_by ltac:(fun _ => met_E3) m (K ;; rows ;; N ;; A ;; 1%nat ;; (336 # 625) ;;
    (527 # 625) ;;
    (31 # 25) ;; root ;; of [1; 1; 1; 1; 1] ;; [0%nat] ;; seq 1 (N - 1) ;; r ;; tt) in
  let no_root F := falls_by ltac:(fun _ => met_E3) m (F ;; 0%nat ;; 1%nat ;; nothing (K := F) ;; 0%nat ;; (336 # 625) ;;
    (527 # 625) ;; (31 # 25) ;; 0%Q ;; of [1] ;; (@nil nat) ;; [0%nat] ;; 0%Q ;; tt) in
  let opposite r := falls_by ltac:(fun _ => met_E3) m (K ;; 1%nat ;; 2%nat ;; twice ;; 1%nat ;; (336 # 625) ;;
    (527 # 625) ;;
    (31 # 25) ;; 1%Q ;; of [1; -1 # 1] ;; [0%nat] ;; [1%nat] ;; r ;; tt) in
  first
    [ at_ single (336 # 625) (-527 # 625) (31 # 25) 1 1 | at_ single (336 # 625) (527 # 625) (-31 # 25) 1 1
    | at_ single (336 # 625) (1 # 100) (31 # 25) 1 1 | at_ single (336 # 625) (527 # 625) (1 # 100) 1 1
    | at_ (nothing (K := K)) (336 # 625) (527 # 625) (31 # 25) 1 0 | at_ single (840 # 841) (41 # 841) (41 # 29) 1 1
    | fails_in root_7903 (17 # 64, 0) (0, 1 # 64) (9 # 8, 0) m | fails_in root_15 (1 # 4, 0) (0, 1 # 4) (1 # 2, 0) m
    | no_root other_inverse | opposite 0%Q | wide 5%nat 5%nat identity (-1 # 1) (9 # 4)
      | wide 2%nat 3%nat star3 1000 0 ].
