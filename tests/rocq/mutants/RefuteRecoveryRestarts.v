(** * Refutations of mutants of E2: few restarts, mostly from 0 *)

From Coq Require Import ZArith QArith List Lia Lqa Permutation.
From Barriers Require Import OrderedFields LinearSystems Lengths Recovery RecoveryBlocks RecoveryRestarts
  RecoveryExamples.
From Mutants Require Import Verdicts RefuteRecovery RefuteRecoveryBlocks RestartsAtZero EqualEntries.
Import ListNotations.

Canonical Structure Q_field.
Open Scope Q_scope.

(** ** Restarts that are known *)

(** No iterations: the mean is 0 in the rational numbers. *)
Lemma block_0 m N (A : nat -> nat -> K) (lambda tau theta : K) y z0 (Z : nat -> K) : (forall j, (j < N)%nat -> Z j == 0)
  ->
  block (K := Q_field) m N A lambda tau tau theta 0 y z0 Z.
Proof.
  intros E. exists (fun _ j => (theta * z0 j)%F), (fun _ _ => 0%F). split; [intros; reflexivity |].
  split; [split; [intros; reflexivity | intros j H; lia] |].
  intros j H. specialize (E j H). change (theta * Z j == 0 * / 0)%Q. rewrite E. change (/ 0)%Q with 0%Q. ring.
Qed.

(** A = 1 and the root -1 *)
Lemma minus_property : null_space_property (K := Q_field) 1 1 unit_entry 1 minus half one.
Proof.
  apply property_1. intros x r [R0 R]. change (0 <= r)%Q in R0. change ((1 * x O + 0) * (1 * x O + 0) + 0 <= r * r)%Q in
    R.
  assert (B : -r <= x O <= r) by (split; nra). change (@fabs K (x O)) with (@fabs K (x O)).
  pose proof (abs_spec (K := Q_field) (x O)) as A. unfold size, norm1, below. cbn [seq over].
  set (a := fabs (K := Q_field) (x O)) in *. change (half / minus) with (-1 # 2)%Q.
  change (0 <= (-1 # 2) * (a + 0) + 1 * r /\ forall j, (j < 1)%nat -> fabs (K := Q_field) (x j) <= (-1 # 2) * (a + 0 -
    fabs (K := Q_field) (x j)) + 1 * r)%Q.
  change (0 <= x O /\ a == x O \/ x O <= 0 /\ a == - x O)%Q in A.
  split; [lra |]. intros [| j] L; [| lia]. fold a. lra.
Qed.

(** Four columns, A the identity, y = (1, 1, 1, 1), lambda > 1/2: 0 is the minimiser, and restarts stay there. *)
Lemma ones_still (lambda width delta upsilon eps0 : K) p n : (1 # 2 <= lambda)%Q ->
  (forall k, (k < n)%nat -> (0 <= theta (K := Q_field) width delta upsilon eps0 k)%F) ->
  restarts (K := Q_field) 4 4 unit_entry lambda width delta upsilon 1%F eps0 p ones (fun _ _ => 0%F) n.
Proof.
  intros L T. apply (all_still (K := Q_field) 4 4 unit_entry lambda 1%F (of [1 # 2; 1 # 2; 1 # 2; 1 # 2]) ones 2%Q).
  - agrees.
  - each; agrees.
  - discriminate.
  - reflexivity.
  - intros j J. apply (le_trans (K := Q_field) _ (1 # 2)%Q); [| exact L]. clear - J. revert j J.
    each; vm_compute; discriminate.
  - exact T.
Qed.
Lemma identity_norm (w : nat -> K) :
  (1 * 1 * dot (K := Q_field) (below 4) (image 4 unit_entry w) (image 4 unit_entry w) <= dot (K := Q_field) (below 4)
    w w)%F.
Proof.
  assert (E : (dot (K := Q_field) (below 4) (image 4 unit_entry w) (image 4 unit_entry w) == dot (K := Q_field) (below
    4)
    w w)%F).
  { apply dot_same; intros i Hi; apply in_below in Hi; apply identity_image, Hi. }
  rewrite E. fra.
Qed.

(** [falls], with another end. *)
Ltac falls_to fin shown m vs :=
  lazymatch type of m with
  | ?A -> ?B =>
      lazymatch type of A with
      | Prop => let a := fresh in assert (a : A) by (clear m; shown ()); specialize (m a); falls_to fin shown m vs
      | _ => lazymatch vs with (?v, ?rest) => specialize (m v); falls_to fin shown m rest end
      end
  | forall x, _ => lazymatch vs with (?v, ?rest) => specialize (m v); falls_to fin shown m rest end
  | _ => fin m
  end.

Ltac from_zero := apply by_zero; [vm_compute; discriminate | each; agrees ..].

Ltac met_E2 :=
  lazymatch goal with
  | |- null_space_property _ _ unit_entry _ _ _ _ => first [exact minus_property | apply identity_property;
      vm_compute; first [reflexivity | discriminate]]
  | |- null_space_property _ _ balance _ _ _ _ => shown
  | |- null_space_property _ _ differences _ _ _ _ => shown
  | |- null_space_property _ _ _ _ _ _ _ => fail
  | |- parts _ _ _ => apply Permutation_refl
  | |- restarts _ _ _ _ _ _ _ _ _ _ _ _ 0 => split; [each; agrees | let k := fresh in let H := fresh in intros k H;
    exfalso; lia]
  | |- restarts 4 4 _ _ _ _ _ _ _ _ _ (fun k : nat => constant _) _ => apply equal_restarts; reflexivity
  | |- restarts 4 4 _ _ _ _ _ _ _ _ _ _ _ => apply ones_still; fact
  | |- restarts _ _ _ _ _ _ _ _ _ 0 _ _ _ =>
      let k := fresh in let H := fresh in split; [each; agrees |];
      intros k H; apply block_0; each; first [agrees | destruct k as [| k]; [agrees | exfalso; lia]]
  | |- restarts _ _ _ _ _ _ _ _ _ _ _ _ 1 =>
      let k := fresh in let H := fresh in split; [each; agrees |]; intros k H; destruct k as [| k]; [| exfalso; lia];
      first [from_zero | met_block [0; 0; 5] [0; -1 # 1; 1] | met_block [0; 0] [0; -1 # 1]]
  | |- restarts _ _ _ _ _ _ _ _ _ _ _ _ 2 =>
      let k := fresh in let H := fresh in split; [each; agrees |];
      intros k H; destruct k as [| [| k]]; [from_zero | from_zero | exfalso; lia]
  | |- forall x, (_ * dot _ (image 4 _ _) _ <= _)%F => exact identity_norm
  | |- forall x, (_ * dot _ (image 1 _ _) _ <= _)%F => apply one_entry; vm_compute; discriminate
  | |- exists x : nat -> _, _ => exists zero; fact
  | |- forall x : nat -> _, (?t * ?s * dot _ (image 2 _ _) _ <= _)%F =>
      let x := fresh "x" in intros x;
      change ((1 # 2) * (1 # 2) * ((1 * x 0%nat + ((-1 # 1) * x 1%nat + 0)) * (1 * x 0%nat + ((-1 # 1) * x 1%nat + 0)) +
        0) <=
        x 0%nat * x 0%nat + (x 1%nat * x 1%nat + 0))%Q; nra
  | |- forall x : nat -> _, (?t * ?s * dot _ (image 3 _ _) _ <= _)%F =>
      let x := fresh "x" in intros x;
      change ((1 # 2) * (1 # 2) * ((1 * x 0%nat + ((-1 # 1) * x 1%nat + (0 * x 2%nat + 0))) * (1 * x 0%nat + ((-1 # 1) *
        x 1%nat + (0 * x 2%nat + 0))) +
        ((0 * x 0%nat + (1 * x 1%nat + ((-1 # 1) * x 2%nat + 0))) * (0 * x 0%nat + (1 * x 1%nat + ((-1 # 1) * x 2%nat +
          0))) + 0)) <=
        x 0%nat * x 0%nat + (x 1%nat * x 1%nat + (x 2%nat * x 2%nat + 0)))%Q;
      generalize (x 0%nat) (x 1%nat) (x 2%nat); intros a b c; nra
  | |- _ => fact
  end.

(** What comes first; root, rho, lambda, C^, y, x, S, T, b, delta, upsilon, tau, eps_0, p; what comes last. *)
Ltac at_single m A root rho lambda width y x S T b delta upsilon tau eps0 p rest :=
  falls_by ltac:(fun _ => met_E2) m (K ;; 1%nat ;; 1%nat ;; A ;; lambda ;; 1%nat ;; root ;; rho ;; one ;; width ;;
    of [y] ;; of [x] ;;
    S ;; T ;; b ;; delta ;; upsilon ;; tau ;; eps0 ;; p ;; rest).
Definition stay (l : list Q) (k : nat) : nat -> K := match k with O => zero | S _ => of l end.
Definition unit_1 : nat -> nat -> K := unit_entry (K := K).

Ltac refute_RecoveryRestarts_E2_distance m :=
  let single root rho lambda width y x b delta upsilon eps0 := at_single m (unit_entry (K := K)) root rho lambda width y
    x [0%nat] (@nil nat)
    b delta upsilon 1%Q eps0 1000%nat ((fun _ : nat => zero) ;; 0%nat ;; tt) in
  let standard y x b delta upsilon eps0 := single one half half 9%Q y x b delta upsilon eps0 in
  let at_ones s S := falls_by ltac:(fun _ => met_E2) m (K ;; 4%nat ;; 4%nat ;; unit_entry (K := K) ;; (9 # 14) ;; s ;;
    one ;; half ;; one ;; 7%Q ;;
    ones ;; ones ;; S ;; (@nil nat) ;; 0%Q ;; 0%Q ;; (1 # 2) ;; 1%Q ;; 2%Q ;; 28%nat ;; (fun _ _ : nat => 0%Q) ;;
      3%nat ;; tt) in
  let after lambda width y tau eps0 p z n := at_single m (unit_entry (K := K)) one half lambda width y y [0%nat]
    (@nil nat)
    0%Q 0%Q (1 # 2) tau eps0 p (z ;; n ;; tt) in
  first
    [ at_ones 4%nat [0%nat; 1%nat; 2%nat; 3%nat] | at_ones 1%nat [0%nat; 1%nat; 2%nat; 3%nat] | at_ones 1%nat (@nil nat)
    | after (9 # 14) 7%Q 1%Q 14%Q 1%Q 2%nat (stay [35 # 2]) 1%nat
    | after half 9%Q 0%Q 1%Q 0%Q 36%nat (stay [100]) 1%nat
    | after half 9%Q 1%Q 1%Q 1%Q 0%nat (stay []) 4%nat
    | standard 0%Q 0%Q 0%Q 1%Q (1 # 2) 1%Q | standard 0%Q 0%Q 0%Q 0%Q (1 # 2) 1%Q | standard 0%Q 0%Q 0%Q 1%Q 1%Q 1%Q
    | standard 0%Q 100%Q 0%Q 0%Q (1 # 2) 1%Q | standard 0%Q 100%Q 100%Q 0%Q (1 # 2) 1%Q | standard 100%Q 100%Q 0%Q 0%Q
      (1 # 2) 1%Q
    | single one half 45%Q (1 # 10) 1%Q 1%Q 0%Q 0%Q (1 # 2) 1%Q | single one half half 0%Q 1%Q 1%Q 0%Q 0%Q (1 # 2) 1%Q
    | single minus half half (-9 # 1) 1%Q 1%Q 0%Q 0%Q (1 # 2) 1%Q | single one half minus (-9 # 2) 1%Q 1%Q 0%Q 0%Q (1 #
      2) 1%Q
    | at_single m (nothing (K := K)) one half half 9%Q 0%Q 100%Q [0%nat] (@nil nat) 0%Q 0%Q (1 # 2) 1%Q 1%Q 36%nat
        ((fun _ : nat => zero) ;; 0%nat ;; tt)
    | at_single m (unit_entry (K := K)) one half half 9%Q 0%Q 0%Q [0%nat] (@nil nat) 0%Q 0%Q (1 # 2) 1%Q 1%Q 36%nat
        ((fun _ : nat => of [100]) ;; 0%nat ;; tt)
    | at_single m (unit_entry (K := K)) one half half 9%Q 0%Q 1%Q [0%nat] (@nil nat) 1%Q 2%Q (-1 # 1) 1%Q 1%Q 36%nat
        ((fun _ : nat => zero) ;; 0%nat ;; tt)
    | falls_by ltac:(fun _ => met_E2) m (K ;; 1%nat ;; 2%nat ;; balance (K := K) ;; one ;; 1%nat ;; one ;; one ;;
      one ;; 0%Q ;;
        of [1] ;; of [1] ;; [0%nat] ;; [1%nat] ;; 0%Q ;; 0%Q ;; (1 # 2) ;; (1 # 2) ;; 1%Q ;; 1%nat ;;
          (fun _ : nat => zero) ;; 0%nat ;; tt)
    | falls_by ltac:(fun _ => met_E2) m (K ;; 2%nat ;; 3%nat ;; differences (K := K) ;; (1 # 4) ;; 1%nat ;; one ;;
      half ;; gamma2 ;; 18%Q ;;
        zero ;; of [100; 100; 100] ;; (@nil nat) ;; (@nil nat) ;; 0%Q ;; 0%Q ;; (1 # 2) ;; (1 # 2) ;; 1%Q ;; 144%nat ;;
          (fun _ : nat => zero) ;; 0%nat ;; tt)
    | falls_by ltac:(fun _ => met_E2) m (K ;; 2%nat ;; 3%nat ;; differences (K := K) ;; (1 # 4) ;; 1%nat ;; one ;;
      half ;; gamma2 ;; 18%Q ;;
        zero ;; of [100; 100; 100] ;; [0%nat; 1%nat; 2%nat] ;; (@nil nat) ;; 0%Q ;; 0%Q ;; (1 # 2) ;; (1 # 2) ;; 1%Q ;;
          144%nat ;; (fun _ : nat => zero) ;; 0%nat ;; tt) ].

(** Two restarts from 0, the second one with the scale 0. *)
Definition leave (l : list Q) (k : nat) : nat -> K := match k with O | 1%nat => zero | _ => of l end.

Ltac refute_RecoveryRestarts_E2_value m :=
  let single root lambda width y x b upsilon eps0 p z n k f := at_single m (unit_entry (K := K)) root half lambda width
    y x [0%nat] (@nil nat)
    b 0%Q upsilon 1%Q eps0 p (z ;; n ;; k ;; f ;; tt) in
  let still := constr:(fun _ : nat => zero) in
  let at_ones s S := falls_to ltac:(fun m => exact (too_slow m)) ltac:(fun _ => met_E2) m (K ;; 4%nat ;; 4%nat ;;
    unit_entry (K := K) ;; (499 # 1000) ;; s ;; one ;; half ;; one ;; (91 # 10) ;; ones ;; ones ;; S ;; (@nil nat) ;;
      0%Q ;; 0%Q ;;
    (1 # 2) ;; 1%Q ;; 2%Q ;; 37%nat ;; (fun k : nat => constant (creeping k)) ;; 12%nat ;; 12%nat ;; (499 # 250) ;;
      tt) in
  let after lambda width y tau eps0 p z n f := at_single m (unit_entry (K := K)) one half lambda width y y [0%nat]
    (@nil nat)
    0%Q 0%Q (1 # 2) tau eps0 p (z ;; n ;; n ;; f ;; tt) in
  let wide gamma := falls_by ltac:(fun _ => met_E2) m (K ;; 1%nat ;; 1%nat ;; unit_entry (K := K) ;; half ;; 81%nat ;;
    9%Q ;;
    (1 # 100) ;; gamma ;; (23 # 100) ;; of [1] ;; of [1] ;; [0%nat] ;; (@nil nat) ;; 0%Q ;; 0%Q ;; (47 # 100) ;;
      1%Q ;; 1%Q ;; 1%nat ;;
    stay [] ;; 1%nat ;; 1%nat ;; half ;; tt) in
  let twice b := at_single m (unit_entry (K := K)) one half half 9%Q 0%Q 0%Q [0%nat] (@nil nat)
    b (-1 # 1) (1 # 2) 1%Q 3%Q 36%nat (leave [100] ;; 2%nat ;; 2%nat ;; 0%Q ;; tt) in
  first
    [ at_ones 4%nat [0%nat; 1%nat; 2%nat; 3%nat] | at_ones 1%nat [0%nat; 1%nat; 2%nat; 3%nat] | at_ones 1%nat (@nil nat)
    | after (9 # 14) 7%Q 1%Q 14%Q 1%Q 2%nat (stay [35 # 2]) 1%nat (9 # 14)
    | after half 9%Q 0%Q 1%Q 0%Q 36%nat (stay [100]) 1%nat 0%Q
    | wide 1%Q | wide (1 # 20) | twice 0%Q | twice (-1 # 1)
    | single one half 9%Q 1%Q 1%Q 0%Q (1 # 4) 1%Q 0%nat still 1%nat 1%nat (1 # 2)
    | single minus half (-9 # 1) 1%Q 1%Q 0%Q (1 # 4) 1%Q 0%nat still 1%nat 1%nat (1 # 2)
    | single one minus (-9 # 2) 1%Q 1%Q 0%Q (1 # 4) 1%Q 0%nat still 1%nat 1%nat (-1 # 1)
    | single one half 0%Q 1%Q 1%Q 0%Q (1 # 4) 1%Q 0%nat still 1%nat 1%nat (1 # 2)
    | single one half 9%Q 1%Q 1%Q 0%Q (1 # 4) (1 # 4) 72%nat still 0%nat 0%nat (1 # 2)
    | single one half 9%Q 0%Q 0%Q 0%Q (1 # 4) 1%Q 72%nat (stay [100]) 0%nat 1%nat 0%Q
    | single one half 9%Q 0%Q 0%Q 0%Q (1 # 4) 1%Q 72%nat (stay [100]) 1%nat 1%nat 0%Q
    | single one half 9%Q 0%Q 0%Q 0%Q (1 # 4) 1%Q 72%nat still 0%nat 0%nat (-100 # 1)
    | falls_by ltac:(fun _ => met_E2) m (K ;; 1%nat ;; 2%nat ;; balance (K := K) ;; (1 # 10) ;; 1%nat ;; one ;; one ;;
      one ;; 0%Q ;;
        of [10] ;; of [10] ;; [0%nat] ;; [1%nat] ;; 0%Q ;; 0%Q ;; (1 # 2) ;; (1 # 2) ;; 10%Q ;; 0%nat ;; still ;;
          1%nat ;; 1%nat ;; 1%Q ;; tt) ].
