(** * Refutations of mutants of E1 and E2 over the real numbers: at most one row and one column

    The instances are those of RefuteRecoveryBlocks.v and RefuteRecoveryRestarts.v; here 1/0 is 0, so that a block with
    no iterations, or with the scale 0, results in 0. *)

From Coq Require Import ZArith QArith Qreals Rbase Rbasic_fun Rfunctions R_sqrt Lra Lia PeanoNat List Permutation.
From Barriers Require Import OrderedFields RealField RealsOptimisation LinearSystems Lengths Recovery RealsRecovery.
From Mutants Require Import Verdicts RefuteRealsRecovery.
Import ListNotations.
Open Scope R_scope.

(** ** Vectors with at most one entry *)

Lemma norm_0 (f : nat -> R) : norm_2 (below 0) f = 0.
Proof. exact sqrt_0. Qed.
Lemma norm_1_entry (f : nat -> R) : norm_2 (below 1) f = Rabs (f 0%nat).
Proof.
  unfold norm_2. rewrite <- sqrt_Rsqr_abs. f_equal. change (f 0%nat * f 0%nat + 0 = Rsqr (f 0%nat)). unfold Rsqr. ring.
Qed.
Lemma size_0 (f : nat -> R) : norm_1 (below 0) f = 0.
Proof. reflexivity. Qed.
Lemma size_1 (f : nat -> R) : norm_1 (below 1) f = Rabs (f 0%nat).
Proof. change (Rabs (f 0%nat) + 0 = Rabs (f 0%nat)). ring. Qed.
Lemma image_1 A (x : nat -> R) i : real_image 1 A x i = A i 0%nat * x 0%nat.
Proof. change (A i 0%nat * x 0%nat + 0 = A i 0%nat * x 0%nat). ring. Qed.
Lemma sigma_1 x : real_sigma 1 1 x = 0.
Proof.
  apply Rle_antisym; [| apply sigma_nonneg]. apply (sigma_at_most 1 1 x [0%nat] []); [apply Permutation_refl | simpl;
    lia].
Qed.

(** The projection of one number onto [-1, 1]. *)
Lemma project_1 (w : nat -> R) (u : R) :
  (w 0%nat = u /\ -1 <= u <= 1 \/ 1 <= w 0%nat /\ u = 1 \/ w 0%nat <= -1 /\ u = -1) -> u = real_project 1 w 0.
Proof.
  unfold real_project. rewrite norm_1_entry. intros [[-> B] | [[L ->] | [L ->]]].
  - rewrite Rmax_left by (apply Rabs_le; lra). field.
  - rewrite (Rabs_right (w 0%nat)), Rmax_right by lra. field. lra.
  - rewrite (Rabs_left (w 0%nat)), Rmax_right by lra. field. lra.
Qed.

Definition one (_ _ : nat) : R := 1.
(** The iterates, by their first entries. *)
Definition path (l : list R) (k : nat) : nat -> R := vector [nth k l 0].

(** Zero first, and then something else. *)
Definition stay (l : list R) (k : nat) : nat -> R := match k with O => vector [] | S _ => vector l end.

Ltac each := let j := fresh in let b := fresh in
  intros j b; repeat (destruct j as [| j]; [try (exfalso; lia) | try (exfalso; lia)]).
Ltac entries := unfold path, stay, vector, one, nothing; simpl.
Ltac signs := unfold Rabs; repeat match goal with |- context [Rcase_abs ?x] => destruct (Rcase_abs x) end.
Ltac agrees :=
  lazymatch goal with
  | |- _ = real_project 1 _ _ =>
      apply project_1; rewrite ?image_1; entries; in_R;
      first [left; Lra.lra | right; left; Lra.lra | right; right; Lra.lra]
  | |- _ = real_soft _ _ =>
      unfold real_soft, Rmax, Rmin; entries; in_R; repeat destruct (Rle_dec _ _); Lra.lra
  | |- _ => entries; in_R; unfold Rdiv; rewrite ?Rinv_0; Lra.lra
  end.
Ltac a_block z u :=
  exists (path z), (path u); split; [each; agrees |]; split; [each; agrees |]; split;
  [each; (split; [each; agrees | each; agrees]) | each; agrees].

(** tau_1 tau_2 |A|^2 <= 1 *)
Lemma no_rows N A t : forall x, t * (norm_2 (below 0) (real_image N A x) * norm_2 (below 0) (real_image N A x)) <=
  norm_2 (below N) x * norm_2 (below N) x.
Proof. intros x. rewrite norm_0, !Rmult_0_r. apply Rmult_le_pos; apply norm_nonneg. Qed.
Lemma one_entry t : t <= 1 -> forall x, t * (norm_2 (below 1) (real_image 1 one x) * norm_2 (below 1) (real_image 1
  one x)) <=
  norm_2 (below 1) x * norm_2 (below 1) x.
Proof.
  intros T x. rewrite !norm_1_entry, image_1. unfold one. rewrite Rmult_1_l. pose proof (Rle_0_sqr (Rabs (x 0%nat)))
    as S.
  unfold Rsqr in S. nra.
Qed.

(** [falls], what is assumed being shown by a tactic. *)
Ltac falls_by shown fin m vs :=
  lazymatch type of m with
  | ?A -> ?B =>
      lazymatch type of A with
      | Prop => let a := fresh in assert (a : A) by (clear m; shown ()); specialize (m a); falls_by shown fin m vs
      | _ => lazymatch vs with (?v, ?rest) => specialize (m v); falls_by shown fin m rest end
      end
  | forall x, _ => lazymatch vs with (?v, ?rest) => specialize (m v); falls_by shown fin m rest end
  | _ => fin m
  end.

Notation "x ;; y" := (x, y) (at level 61, right associativity, only parsing).

(** What is computed: lengths of at most one entry. *)
Ltac computed m :=
  unfold objective in m;
  repeat rewrite ?norm_0, ?norm_1_entry, ?size_0, ?size_1, ?image_1, ?sigma_1 in m;
  unfold path, stay, vector, one, nothing in m; simpl in m; in_R; absolute_in m;
  unfold Rdiv in m; try replace (1 - 1) with 0 in m by ring; rewrite ?Rmult_0_l, ?Rmult_0_r, ?Rmult_1_l, ?Rmult_1_r,
    ?Rinv_0, ?Rinv_1 in m.

(** ** E1 *)

Ltac met_E1 z u :=
  lazymatch goal with
  | |- real_block _ _ _ _ _ _ _ _ _ _ _ => a_block z u
  | |- forall x, _ * (norm_2 (below 0) _ * _) <= _ => apply no_rows
  | |- forall x, _ * (norm_2 (below 1) _ * _) <= _ => apply one_entry; Lra.lra
  | |- exists x : nat -> _, _ => exists (fun _ => 0); rewrite ?norm_1_entry, ?image_1, ?norm_0, ?Rabs_R0, ?Rmult_0_r,
    ?Rabs_R0; Lra.lra
  | |- (_ <= _)%nat => lia
  | |- _ => Lra.lra
  end.

(** lambda, tau_1, tau_2, y, x, z^0, z^1, ..., u^0, u^1, ..., p, theta, Z: one column with one row, A = 1, or none *)
Ltac refute_RealsRecovery_E1_block m :=
  let both lambda tau1 tau2 y x z u p theta Z :=
    falls_by ltac:(fun _ => met_E1 z u) ltac:(fun m => computed m; Lra.lra) m
      (1%nat ;; 1%nat ;; p ;; one ;; lambda ;; tau1 ;; tau2 ;; vector [y] ;; theta ;; vector [hd 0 z] ;; vector [Z] ;;
        vector [x] ;; tt) in
  let columns lambda tau1 tau2 x z p Z :=
    falls_by ltac:(fun _ => met_E1 z (@nil R)) ltac:(fun m => computed m; Lra.lra) m
      (0%nat ;; 1%nat ;; p ;; nothing ;; lambda ;; tau1 ;; tau2 ;; vector [] ;; 1 ;; vector [hd 0 z] ;; vector [Z] ;;
        vector [x] ;; tt) in
  first
    [ both (1 / 2) 1 1 1 1 [1; 1 / 2] [0; -1] 1%nat 1 (1 / 2)
    | both (1 / 2) 1 0 1 1 [1; 1 / 2] [0; 0] 1%nat 1 (1 / 2)
    | columns 1 0 10 0 [1; 1] 1%nat 1
    | both 0 1 1 1 1 [0; 0] [0; 0] 0%nat 1 0
    | both 0 1 1 1 1 [0; 0] [0; 0] 1%nat 0 0
    | both (1 / 2) 4 3 (-5 / 2) (-2) [-5 / 2; -1 / 2; -5 / 2] [0; 1; -1] 2%nat 1 (-3 / 2)
    | columns (-1) 1 100 1 [1; 0] 1%nat 0
    | columns 1 1 1 0 [0; 100] 1%nat 100
    | columns 1 1 1 0 [0; 0] 1%nat 0 ].

(** ** E2 *)

(** A = 1: |x_S| <= |x| *)
Lemma one_property rho : 0 <= rho -> real_null_space_property 1 1 one 1 rho 1.
Proof.
  intros R x S T P _. rewrite root_1, norm_1_entry, image_1. unfold one.
  assert (L : norm_2 S x <= Rabs (x 0%nat)).
  { rewrite <- norm_1_entry. unfold norm_2. apply sqrt_le_1_alt.
    pose proof (@parts_over R_field 1 S T (fun i => x i * x i) P) as E. in_R. rewrite E.
    pose proof (dot_pos T x). lra. }
  pose proof (norm_1_nonneg T x) as N. assert (0 <= rho / 1 * norm_1 T x) by (apply Rmult_le_pos; lra).
  rewrite !Rmult_1_l. lra.
Qed.

Lemma one_small tau : 0 <= tau <= 1 ->
  forall z, tau * norm_2 (below 1) (real_image 1 one z) <= norm_2 (below 1) z.
Proof.
  intros T z. rewrite !norm_1_entry, image_1. unfold one. rewrite Rmult_1_l. pose proof (Rabs_pos (z 0%nat)). nra.
Qed.
Lemma nothing_small tau : forall z, tau * norm_2 (below 1) (real_image 1 nothing z) <= norm_2 (below 1) z.
Proof.
  intros z. rewrite !norm_1_entry, image_1. unfold nothing. rewrite Rmult_0_l, Rabs_R0. pose proof (Rabs_pos (z 0%nat)).
  lra.
Qed.

Lemma scale_7 : 1 / (7 * (1 + 0)) = 1 / 7. Proof. field. Qed.
Lemma empty_block A lambda tau y theta z0 Z : z0 0%nat = 0 -> Z 0%nat = 0 ->
  real_block 1 1 0 A lambda tau tau y theta z0 Z.
Proof.
  intros Z0 Z1. exists (path [0]), (path [0]). split; [| split; [| split]].
  - each. rewrite Z0. unfold path, vector. simpl. ring.
  - each. reflexivity.
  - intros k K. lia.
  - each. rewrite Z1. unfold Rdiv. simpl. in_R. ring.
Qed.

Lemma C_over_0 c s : c / (0 * s) = 0. Proof. rewrite Rmult_0_l. unfold Rdiv. rewrite Rinv_0. ring. Qed.
Lemma width_max : 9 / 2 / (9 / 14 * sqrt (INR 1)) = 7. Proof. rewrite root_1. field. Qed.
Lemma p_none c : c / (1 * 0) = 0. Proof. rewrite Rmult_0_r. unfold Rdiv. rewrite Rinv_0. ring. Qed.
Lemma p_never c u : c / (0 * u) = 0. Proof. apply C_over_0. Qed.

Ltac met_E2 :=
  lazymatch goal with
  | |- real_null_space_property _ _ one _ _ _ => apply one_property; Lra.lra
  | |- real_restarts _ _ _ _ _ _ _ _ _ _ _ _ ?n =>
      split; [each; entries; Lra.lra |];
      lazymatch n with
      | 0%nat => intros; exfalso; lia
      | 1%nat =>
          let k := fresh "k" in let K := fresh in intros k K; destruct k as [| k]; [| exfalso; lia];
          first
            [ apply empty_block; entries; reflexivity
            | cbn [real_eps stay]; rewrite scale_7; a_block [0; 0; 5] [0; -1; 1] ]
      end
  | |- forall z, _ * norm_2 _ (real_image _ one _) <= _ => apply one_small; Lra.lra
  | |- forall z, _ * norm_2 _ (real_image _ nothing _) <= _ => apply nothing_small
  | |- exists z : nat -> R, _ * _ <= _ =>
      exists (fun _ => 0); rewrite !norm_1_entry, ?image_1, ?Rmult_0_r, Rabs_R0; Lra.lra
  | |- context [real_C] =>
      constants; rewrite ?C_over_0, ?width_max; first [Lra.lra | split; Lra.lra]
  | |- context [norm_2] =>
      rewrite ?sigma_1, ?norm_1_entry, ?image_1; entries; absolute; Lra.lra
  | |- _ <= INR 0 => rewrite ?p_none, ?p_never; simpl; Lra.lra
  | |- _ <= INR _ => rewrite INR_IZR_INZ; simpl; Lra.lra
  | |- (_ <= _)%nat => lia
  | |- _ => first [Lra.lra | split; Lra.lra]
  end.

(** Some k of the first part, or the second or the third. *)
Ltac contradicted m :=
  let a := fresh "a" in let b := fresh "b" in let c := fresh "c" in destruct m as [a [b c]];
  let below_ h := (unfold real_eps in h; computed h; Lra.lra) in
  let at_ k := (let h := fresh in pose proof (a k) as h;
    try (lazymatch type of h with (_ <= _)%nat -> _ => specialize (h ltac:(lia)) end); below_ h) in
  first [ solve [below_ b] | solve [below_ c] | solve [at_ 0%nat] | solve [at_ 1%nat] ].

(** A, rho, lambda, C^, y, x; delta, upsilon, tau, eps_0, p; z, n *)
Ltac refute_RealsRecovery_E2_distance m :=
  let at_ A rho lambda width y x delta upsilon tau eps0 p z n :=
    falls_by ltac:(fun _ => met_E2) ltac:(fun m => contradicted m) m
      (1%nat ;; 1%nat ;; 1%nat ;; A ;; rho ;; 1 ;; lambda ;; width ;; vector [y] ;; vector [x] ;;
       delta ;; upsilon ;; tau ;; eps0 ;; p ;; z ;; n ;; tt) in
  let standard y x delta upsilon eps0 :=
    at_ one (1 / 2) (1 / 2) 9 y x delta upsilon 1 eps0 36%nat (stay []) 0%nat in
  let after upsilon tau := at_ one (1 / 2) (1 / 2) 9 1 1 0 upsilon tau 1 0%nat (stay []) 1%nat in
  first
    [ standard 0 0 1 (1 / 2) 1 | standard 0 0 1 1 1 | standard 0 0 1 (1 / 2) 0 | standard 0 0 0 (1 / 2) 1
    | after 0 1 | after (1 / 4) 0 | after (1 / 4) 1
    | at_ one (3 / 2) 1 0 1 1 0 (1 / 2) 1 1 36%nat (stay []) 0%nat
    | at_ one (1 / 2) 0 0 1 1 0 (1 / 2) 1 1 36%nat (stay []) 0%nat
    | at_ one (1 / 2) (1 / 2) 0 1 1 0 (1 / 2) 1 1 36%nat (stay []) 0%nat
    | at_ one (1 / 2) (9 / 14) 7 1 1 0 (1 / 2) 14 1 2%nat (stay [35 / 2]) 1%nat
    | at_ nothing (1 / 2) (1 / 2) 9 0 100 0 (1 / 2) 1 1 36%nat (stay []) 0%nat
    | standard 0 100 0 (1 / 2) 1 | standard 100 100 0 (1 / 2) 1
    | at_ one (1 / 2) (1 / 2) 9 0 0 0 (1 / 2) 1 1 36%nat (fun _ : nat => vector [100]) 0%nat
    | at_ one (1 / 2) (1 / 2) 9 0 0 0 (1 / 2) 1 1 36%nat (stay [100]) 0%nat ].
