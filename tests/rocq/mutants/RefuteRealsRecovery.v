(** * Mutants of E0 over the real numbers: the small matrices of RefuteRecovery.v, and what StrongerRecovery.v proves

    Over R of the standard library 1/0 is 0: for s = 0, gamma <= 0 or rho = 1 no positive lambda is in the range. *)

From Coq Require Import ZArith QArith Qreals Rbase Rbasic_fun Rfunctions R_sqrt Lra Lia PeanoNat List Permutation.
From Barriers Require Import OrderedFields Archimedean RealField RealsOptimisation.
From Barriers Require Import LinearSystems Lengths Recovery RealsRecovery.
From Mutants Require Import Verdicts.
From Mutants Require RefuteRecovery StrongerRecovery.
Import ListNotations.
Open Scope R_scope.

(** ** Lengths *)

Lemma norm_is S (x : nat -> R) v : 0 <= v -> @over R_field S (fun i => x i * x i) = v * v -> norm_2 S x = v.
Proof. intros V E. unfold norm_2. rewrite E. apply sqrt_square, V. Qed.

Lemma norm_nonneg S x : 0 <= norm_2 S x.
Proof. apply sqrt_pos. Qed.

Lemma norm_first n (x : nat -> R) : Rabs (x 0%nat) <= norm_2 (below (S n)) x.
Proof.
  unfold norm_2. rewrite <- sqrt_Rsqr_abs. apply sqrt_le_1; [apply Rle_0_sqr | apply dot_pos |].
  pose proof (dot_pos (seq 1 n) x) as P. unfold Rsqr.
  change (x 0%nat * x 0%nat <= x 0%nat * x 0%nat + @over R_field (seq 1 n) (fun i => x i * x i)). lra.
Qed.

Lemma norm_1_nonneg S x : 0 <= norm_1 S x.
Proof. rewrite <- norm_1_real. exact (@norm1_nonneg R_field S x). Qed.

Lemma sigma_at_most N s x S T : Permutation (S ++ T) (below N) -> (length S <= s)%nat -> real_sigma N s x <= norm_1 T x.
Proof.
  intros P L. pose proof (@Recovery.sigma_least R_field N s x S T P L) as B. unfold sigma in B.
  rewrite !norm_1_real in B. exact B.
Qed.

Lemma sigma_nonneg N s x : 0 <= real_sigma N s x.
Proof. apply norm_1_nonneg. Qed.

(** ** What holds *)


Lemma C_nonneg rho : 0 <= rho <= 1 -> 0 <= real_C rho.
Proof.
  intros H. unfold real_C. apply Rmult_le_pos; [nra |]. destruct (Req_dec rho 1) as [-> | N].
  - replace (1 - 1) with 0 by ring. rewrite Rinv_0. lra.
  - apply Rlt_le, Rinv_0_lt_compat. lra.
Qed.

Lemma C_at_1 : real_C 1 = 0.
Proof. unfold real_C. replace (1 - 1) with 0 by ring. unfold Rdiv. rewrite Rinv_0. ring. Qed.

Lemma inverse_nonpos x : x <= 0 -> / x <= 0.
Proof.
  intros [L | ->]; [| rewrite Rinv_0; lra]. pose proof (Rinv_lt_0_compat x L). lra.
Qed.

(** A positive lambda in the range says that s, gamma and 1 - rho are positive. *)
Lemma all_positive s rho gamma lambda : 0 <= rho <= 1 -> 0 < lambda <= real_C rho / (real_D rho gamma * sqrt (INR s)) ->
  (1 <= s)%nat /\ rho < 1 /\ 0 < gamma.
Proof.
  intros R [L U]. pose proof (C_nonneg rho R) as C. pose proof (sqrt_pos (INR s)) as Q.
  assert (P : 0 < real_D rho gamma * sqrt (INR s)).
  { apply Rnot_le_lt. intros N. apply inverse_nonpos in N. unfold Rdiv in U. nra. }
  assert (S : (1 <= s)%nat).
  { destruct s; [| lia]. simpl in P. rewrite sqrt_0 in P. lra. }
  assert (R1 : rho < 1).
  { destruct R as [R0 [R1 | ->]]; [exact R1 |]. rewrite C_at_1 in U. unfold Rdiv in U. lra. }
  split; [exact S |]. split; [exact R1 |]. apply Rnot_le_lt. intros G. unfold real_D, Rdiv in P.
  assert (0 < / (1 - rho)) by (apply Rinv_0_lt_compat; lra). assert (0 <= (3 + rho) * - gamma) by nra.
  assert ((3 + rho) * gamma * / (1 - rho) <= 0) by nra. nra.
Qed.

Lemma two_at_most c : 2 <= c -> @of_Q R_field 2 <= c.
Proof. rewrite two_real. trivial. Qed.

Lemma recovery m N A s rho gamma c : (1 <= s)%nat -> 0 <= rho < 1 -> 0 <= gamma ->
  real_null_space_property m N A s rho gamma -> 2 <= c -> forall x z,
  norm_2 (below N) (fun j => z j - x j) <=
  real_C rho / sqrt (INR s) * (norm_1 (below N) z - norm_1 (below N) x + c * real_sigma N s x) +
  real_D rho gamma * norm_2 (below m) (real_image N A (fun j => z j - x j)).
Proof.
  intros S R G H C x z. apply property_real in H; [| exact G].
  pose proof (@StrongerRecovery.recovery R_field m N A s (sqrt (INR s)) rho gamma c (root_positive s S) (root_square s)
    R H x z (largest N s x) (others N s x) (norm_2 (below m) (real_image N A (fun j => z j - x j)))
    (largest_others N s x) (largest_length N s x) (proj2 (norm_real _ _ _) (Rle_refl _)) (two_at_most c C)) as B.
  apply norm_real in B. unfold size in B. rewrite !norm_1_real, D_real in B. exact B.
Qed.

Lemma sharpness m N A s rho gamma lambda width y c c' : 0 <= rho <= 1 ->
  real_null_space_property m N A s rho gamma -> 0 < lambda <= real_C rho / (real_D rho gamma * sqrt (INR s)) ->
  real_C rho / (lambda * sqrt (INR s)) <= width -> 2 <= c -> 2 <= c' -> forall x z,
  norm_2 (below N) (fun j => z j - x j) <= width * (objective m N A lambda y z - objective m N A lambda y x +
    (c * lambda * real_sigma N s x + c' * norm_2 (below m) (fun i => real_image N A x i - y i))).
Proof.
  intros R H L W C C' x z. destruct (all_positive s rho gamma lambda R L) as (S & R1 & G).
  apply property_real in H; [| lra]. pose proof (root_positive s S) as Q.
  pose proof (@StrongerRecovery.best_terms R_field m N A s (sqrt (INR s)) rho gamma c c' (Rlt_le _ _ Q) (root_square s)
    (conj (proj1 R) R1) H lambda width y (Rlt_le _ _ (proj1 L))) as B.
  assert (B1 : @fleq R_field (lambda * @big_D R_field rho gamma * sqrt (INR s)) (@big_C R_field rho)).
  { rewrite D_real. change (lambda * real_D rho gamma * sqrt (INR s) <= real_C rho).
    assert (D0 : 0 < real_D rho gamma).
    { unfold real_D. apply Rmult_lt_0_compat; [nra | apply Rinv_0_lt_compat; lra]. }
    assert (P : 0 < real_D rho gamma * sqrt (INR s)) by nra.
    destruct L as [L0 L]. apply (Rmult_le_compat_r _ _ _ (Rlt_le _ _ P)) in L. unfold Rdiv in L.
    rewrite (Rmult_assoc (real_C rho)), Rinv_l in L; lra. }
  assert (B2 : @fleq R_field (@big_C R_field rho) (width * lambda * sqrt (INR s))).
  { change (real_C rho <= width * lambda * sqrt (INR s)). assert (P : 0 < lambda * sqrt (INR s)) by nra.
    apply (Rmult_le_compat_r _ _ _ (Rlt_le _ _ P)) in W. unfold Rdiv in W.
    rewrite (Rmult_assoc (real_C rho)), Rinv_l in W; lra. }
  specialize (B B1 B2 x z _ (norm_2 (below m) (fun i => real_image N A x i - y i)) (value_real m N A lambda y z)
    (proj2 (norm_real _ _ _) (Rle_refl _)) (two_at_most c C) (two_at_most c' C')).
  apply norm_real in B. unfold size, sigma in B. rewrite !norm_1_real in B. exact B.
Qed.

Ltac from_hypotheses :=
  first
    [ eassumption | split; Lra.lra | Lra.lra | lia
    | let j := fresh in let h := fresh in intros j h;
      first [left; match goal with D : _ |- _ => apply D, h end
            | right; match goal with D : _ |- _ => apply D, h end] ].
Ltac vacuous_E0 :=
  first [ exists 0%nat, 0%nat, (fun _ _ => 0), 0%nat, 2, 0; intros; Lra.lra
        | exists 0%nat, 0%nat, (fun _ _ => 0), 0%nat, 2, 0, 0, 0, (fun _ => 0); intros; Lra.lra
        | intros; exfalso; Lra.lra ].
Ltac with_property lemma :=
  first
    [ vacuous_E0
    | intros;
      match goal with P : real_null_space_property ?m ?N ?A ?s ?rho ?gamma |- _ =>
        eapply (lemma m N A s rho gamma); from_hypotheses end ].
Ltac prove_RealsRecovery_E0_recovery := with_property recovery.
Ltac prove_RealsRecovery_E0_sharpness := with_property sharpness.

(** ** The matrices have the property *)

Definition vector (l : list R) (i : nat) : R := nth i l 0.
Definition balance : nat -> nat -> R := @RefuteRecovery.balance R_field.
Definition differences : nat -> nat -> R := @RefuteRecovery.differences R_field.
Definition column : nat -> nat -> R := @RefuteRecovery.column R_field.
Definition nothing (_ _ : nat) : R := 0.

Lemma root_1 : sqrt (INR 1) = 1.
Proof. exact sqrt_1. Qed.

Lemma balance_property rho : 1 <= rho -> real_null_space_property 1 2 balance 1 rho 1.
Proof.
  intros H x S T P L.
  assert (E : 1 / sqrt (INR 1) = 1) by (rewrite root_1; field).
  pose proof (proj2 (property_real 1 2 balance 1 1 1 Rle_0_1)
    (@RefuteRecovery.balance_property R_field (sqrt (INR 1)) 1 E) x S T P L) as B.
  rewrite root_1 in *. pose proof (norm_1_nonneg T x). unfold Rdiv in *. rewrite Rinv_1 in *. nra.
Qed.

Lemma differences_property : real_null_space_property 2 3 differences 1 (1 / 2) 2.
Proof.
  apply property_real; [lra |]. rewrite root_1. pose proof (@RefuteRecovery.differences_property R_field) as D.
  rewrite half_real, two_real in D. exact D.
Qed.

Lemma column_property : real_null_space_property 2 1 column 1 (1 / 2) 1.
Proof.
  apply property_real; [lra |]. rewrite root_1.
  pose proof (@RefuteRecovery.column_property R_field 1 (or_introl eq_refl)) as D.
  rewrite half_real in D. exact D.
Qed.

(** Of order 0 it says nothing. *)
Lemma nothing_property : real_null_space_property 1 1 nothing 0 (1 / 2) 1.
Proof.
  intros x S T P L. destruct S as [| j S]; [| simpl in L; lia]. rewrite (norm_is [] x 0); [| lra | simpl; in_R; lra].
  change (INR 0) with 0. rewrite sqrt_0. unfold Rdiv. rewrite Rinv_0.
  pose proof (norm_nonneg (below 1) (real_image 1 nothing x)). lra.
Qed.

(** ** The constants *)

Lemma C_half : real_C (1 / 2) = 9 / 2. Proof. unfold real_C. field. Qed.
Lemma C_more : real_C (3 / 2) = -25 / 2. Proof. unfold real_C. field. Qed.
Lemma D_half g : real_D (1 / 2) g = 7 * g. Proof. unfold real_D. field. Qed.
Lemma D_more : real_D (3 / 2) 1 = -9. Proof. unfold real_D. field. Qed.
Lemma D_at_1 : real_D 1 1 = 0.
Proof. unfold real_D. replace (1 - 1) with 0 by ring. unfold Rdiv. rewrite Rinv_0. ring. Qed.
Lemma over_root_1 x : x / sqrt (INR 1) = x. Proof. rewrite root_1. field. Qed.
Lemma over_root_0 x : x / sqrt (INR 0) = 0.
Proof. change (INR 0) with 0. rewrite sqrt_0. unfold Rdiv. rewrite Rinv_0. ring. Qed.
Lemma half_1 : 9 / 2 / (7 * 1 * sqrt (INR 1)) = 9 / 14. Proof. rewrite root_1. field. Qed.
Lemma half_2 : 9 / 2 / (7 * 2 * sqrt (INR 1)) = 9 / 28. Proof. rewrite root_1. field. Qed.
Lemma more_1 : -25 / 2 / (-9 * sqrt (INR 1)) = 25 / 18. Proof. rewrite root_1. field. Qed.
Lemma width_half : 9 / 2 / (1 / 2 * sqrt (INR 1)) = 9. Proof. rewrite root_1. field. Qed.
Lemma width_quarter : 9 / 2 / (1 / 4 * sqrt (INR 1)) = 18. Proof. rewrite root_1. field. Qed.
Lemma width_2 : 9 / 2 / (2 * sqrt (INR 1)) = 9 / 4. Proof. rewrite root_1. field. Qed.
Lemma width_0 : 9 / 2 / (0 * sqrt (INR 1)) = 0. Proof. rewrite Rmult_0_l. unfold Rdiv. rewrite Rinv_0. ring. Qed.
Lemma width_minus : 9 / 2 / (-1 * sqrt (INR 1)) = - 9 / 2. Proof. rewrite root_1. field. Qed.
Lemma width_more : -25 / 2 / (1 * sqrt (INR 1)) = -25 / 2. Proof. rewrite root_1. field. Qed.
Ltac constants :=
  rewrite ?C_half, ?C_more, ?C_at_1, ?D_half, ?D_more, ?D_at_1; rewrite ?half_1, ?half_2, ?more_1, ?width_half,
  ?width_quarter, ?width_2, ?width_0, ?width_minus, ?width_more, ?over_root_0, ?over_root_1.
Ltac constants_in m :=
  rewrite ?C_half, ?C_more, ?C_at_1, ?D_half, ?D_more, ?D_at_1 in m; rewrite ?over_root_0, ?over_root_1 in m.

(** ** A mutant at given values *)

Ltac absolute := repeat match goal with
  | |- context [Rabs ?x] => unfold Rabs
  | |- context [Rcase_abs ?x] => destruct (Rcase_abs x)
  end.
Ltac absolute_in m := unfold Rabs in m; repeat match type of m with context [Rcase_abs ?x] =>
  destruct (Rcase_abs x); try (exfalso; Lra.lra) end.
Ltac by_entries :=
  unfold real_image, balance, differences, column, nothing, vector;
  unfold RefuteRecovery.balance, RefuteRecovery.differences, RefuteRecovery.column, RefuteRecovery.matrix;
  unfold RefuteRecovery.vector.
Ltac evaluates := by_entries; simpl; in_R; Lra.lra.
Ltac assumed :=
  first
    [ lia | Lra.lra | simpl; lia | exact differences_property | exact column_property | exact nothing_property
    | apply balance_property; Lra.lra | apply Permutation_refl | constants; Lra.lra | constants; split; Lra.lra
    | apply Req_le, norm_is; [Lra.lra | evaluates] | apply norm_is; [Lra.lra | evaluates]
    | eapply Rle_trans; [apply Req_le, (norm_is _ _ 1); [Lra.lra | evaluates] | Lra.lra]
    | eapply Rle_trans; [apply Req_le, (norm_is _ _ 0); [Lra.lra | evaluates] | Lra.lra]
    | eapply Rle_lt_trans; [apply Req_le, (norm_is _ _ 0); [Lra.lra | evaluates] | Lra.lra]
    | exists 5%nat; simpl; intros; exfalso; intuition lia
    | let j := fresh "j" in intros j; by_entries; destruct j as [| [| [| j]]]; simpl; in_R; intros;
      try (exfalso; intuition lia); first [Lra.lra | absolute; Lra.lra] ].

(** Lengths are computed, or at least as large as the first entry; sigma is between 0 and |x_T|_1. *)
Ltac lengths m :=
  repeat match type of m with context [norm_2 ?S ?f] =>
    let is v := (let E := fresh in
      assert (E : norm_2 S f = v) by (apply norm_is; [Lra.lra | evaluates]); rewrite E in m; clear E) in
    first
      [ is 0 | is 1 | is 2 | is 100
      | pose proof (norm_nonneg S f); let E := fresh in
        try pose proof (norm_first _ f : Rabs (f 0%nat) <= norm_2 S f) as E;
        let n := fresh "n" in set (n := norm_2 S f) in *; clearbody n;
        try (unfold vector in E; simpl in E; absolute_in E) ]
    end.
Ltac largest m S T :=
  repeat match type of m with context [real_sigma ?N ?s ?x] =>
    let E := fresh in pose proof (sigma_at_most N s x S T (Permutation_refl _) ltac:(simpl; lia)) as E;
    pose proof (sigma_nonneg N s x);
    let n := fresh "n" in set (n := real_sigma N s x) in *; clearbody n;
    unfold norm_1, vector in E; simpl in E; in_R; absolute_in E end.
Ltac contradicts m S T :=
  unfold objective in m; lengths m; largest m S T; constants_in m; unfold norm_1, vector in m; simpl in m; in_R;
  absolute_in m; Lra.lra.
Ltac falls_at m vs S T :=
  lazymatch type of m with
  | ?A -> ?B =>
      lazymatch type of A with
      | Prop => let a := fresh in assert (a : A) by (clear m; assumed); specialize (m a); falls_at m vs S T
      | _ => lazymatch vs with (?v, ?rest) => specialize (m v); falls_at m rest S T end
      end
  | forall x, _ => lazymatch vs with (?v, ?rest) => specialize (m v); falls_at m rest S T end
  | _ => contradicts m S T
  end.

Notation "x ;; y" := (x, y) (at level 61, right associativity, only parsing).

Ltac refute_RealsRecovery_E0_recovery m :=
  let at_ k n A s rho gamma x z S T :=
    falls_at m (k ;; n ;; A ;; s ;; rho ;; gamma ;; vector x ;; vector z ;; tt) S T in
  first
    [ at_ 2%nat 1%nat column 1%nat (1 / 2) 1 [0] [0] [0%nat] (@nil nat)
    | at_ 2%nat 1%nat column 1%nat (1 / 2) 1 [1] [0] [0%nat] (@nil nat)
    | at_ 1%nat 1%nat nothing 0%nat (1 / 2) 1 [0] [1] (@nil nat) [0%nat]
    | at_ 1%nat 2%nat balance 1%nat 1 1 [-1; 0] [0; 1] [0%nat] [1%nat]
    | at_ 1%nat 2%nat balance 1%nat (3 / 2) 1 [-1; 0] [0; 1] [0%nat] [1%nat]
    | at_ 2%nat 3%nat differences 1%nat (1 / 2) 2 [-1; -1; -1] (@nil R) [0%nat] [1%nat; 2%nat]
    | at_ 1%nat 1%nat nothing 1%nat (1 / 2) 1 [1] [0] [0%nat] (@nil nat) ].

Ltac refute_RealsRecovery_E0_sharpness m :=
  let at_ k n A rho gamma lambda width y x z S T :=
    falls_at m (k ;; n ;; A ;; 1%nat ;; rho ;; gamma ;; lambda ;; width ;;
      vector y ;; vector x ;; vector z ;; tt) S T in
  let column_at lambda width y x := at_ 2%nat 1%nat column (1 / 2) 1 lambda width y x [0] [0%nat] (@nil nat) in
  first
    [ column_at (1 / 2) 9 [0] [0] | column_at (1 / 2) 9 [1] [0] | column_at (1 / 2) 9 [0] [1]
    | column_at 0 0 [0] [1] | column_at (1 / 2) 0 [0] [1] | column_at 2 (9 / 4) [1] [1]
    | at_ 1%nat 2%nat balance (3 / 2) 1 1 0 [0] [-1; 0] [0; 1] [0%nat] [1%nat]
    | at_ 2%nat 3%nat differences (1 / 2) 2 (1 / 4) 18 [0] [-1; -1; -1] (@nil R) [0%nat] [1%nat; 2%nat]
    | at_ 1%nat 1%nat nothing (1 / 2) 1 (1 / 2) 9 [0] [1] [0] [0%nat] (@nil nat) ].

(** ** E0's output *)

Lemma output m N A s rho gamma lambda width y c : 0 <= rho <= 1 ->
  real_null_space_property m N A s rho gamma -> 0 < lambda <= real_C rho / (real_D rho gamma * sqrt (INR s)) ->
  real_C rho / (lambda * sqrt (INR s)) <= width -> 2 <= c -> forall x z u eta S T,
  Permutation (S ++ T) (below N) -> (length S <= s)%nat ->
  (forall j, In j T -> x j = 0) -> norm_2 (below m) (fun i => real_image N A x i - y i) <= eta ->
  norm_2 (below m) u <= 1 ->
  (forall j, (j < N)%nat -> Rabs (@over R_field (below m) (fun i => A i j * u i)) <= lambda) ->
  norm_2 (below N) (fun j => z j - x j) <=
  width * (objective m N A lambda y z - @over R_field (below m) (fun i => u i * y i) + c * eta).
Proof.
  intros R H L W C x z u eta S T Pa Le Z E U D. destruct (all_positive s rho gamma lambda R L) as (s1 & R1 & G).
  assert (Wp : 0 <= width).
  { apply Rle_trans with (2 := W). apply Rmult_le_pos; [apply C_nonneg, R |].
    apply Rlt_le, Rinv_0_lt_compat, Rmult_lt_0_compat; [lra | exact (root_positive s s1)]. }
  assert (E0 : 0 <= eta) by (pose proof (norm_nonneg (below m) (fun i => real_image N A x i - y i)); lra).
  assert (X : 0 <= width * ((c - 2) * eta)) by (repeat apply Rmult_le_pos; lra).
  destruct (Req_dec rho 0) as [-> | R0].
  - pose proof (proj1 (property_real m N A s 0 gamma (Rlt_le _ _ G)) H) as P.
    pose proof (sharpness m N A s 0 gamma lambda width y 2 2 R H L W (Rle_refl 2) (Rle_refl 2) x z) as B.
    assert (Sg : real_sigma N s x <= 0).
    { eapply Rle_trans; [apply (sigma_at_most N s x S T Pa Le) |]. right. unfold norm_1.
      clear - Z. induction T as [| j T IH]; [reflexivity |]. simpl. rewrite IH by (intros; apply Z; right; assumption).
      rewrite (Z j (or_introl eq_refl)), Rabs_R0. in_R. ring. }
    pose proof (sigma_nonneg N s x) as Sn. assert (Se : real_sigma N s x = 0) by lra. rewrite Se in B. clear Sg Sn Se.
    (** weak duality *)
    pose proof (@StrongerRecovery.output R_field m N A s (sqrt (INR s)) 0 gamma 1 2 (Rlt_le _ _ (root_positive s s1))
      (root_square s) (conj (Rle_refl 0) R1) P lambda width y (Rlt_le _ _ (proj1 L))) as O.
    assert (B1 : @fleq R_field (lambda * @big_D R_field 0 gamma * sqrt (INR s)) (@big_C R_field 0)).
    { rewrite D_real. change (lambda * real_D 0 gamma * sqrt (INR s) <= real_C 0). destruct L as [L0 L].
      assert (D0 : 0 < real_D 0 gamma) by (unfold real_D; apply Rmult_lt_0_compat; [nra | apply Rinv_0_lt_compat; lra]).
      pose proof (root_positive s s1) as Q. assert (Y : 0 < real_D 0 gamma * sqrt (INR s)) by nra.
      apply (Rmult_le_compat_r _ _ _ (Rlt_le _ _ Y)) in L. unfold Rdiv in L.
      rewrite (Rmult_assoc (real_C 0)), Rinv_l in L; lra. }
    assert (B2 : @fleq R_field (@big_C R_field 0) (width * lambda * sqrt (INR s))).
    { change (real_C 0 <= width * lambda * sqrt (INR s)). pose proof (root_positive s s1) as Q. destruct L as [L0 L].
      assert (Y : 0 < lambda * sqrt (INR s)) by nra.
      apply (Rmult_le_compat_r _ _ _ (Rlt_le _ _ Y)) in W. unfold Rdiv in W.
      rewrite (Rmult_assoc (real_C 0)), Rinv_l in W; lra. }
    specialize (O B1 B2 x z _ u eta S T Pa Le Z (proj2 (norm_real _ _ _) E) (value_real m N A lambda y z)
      (proj2 (norm_real _ _ _) U) (fun j Hj => eq_ind_r (fun a => a <= lambda) (D j Hj) (abs_real _)) (Rle_refl 1)
      (two_at_most 2 (Rle_refl 2))).
    apply norm_real in O.
    change (norm_2 (below N) (fun j => z j - x j) <=
      width * (objective m N A lambda y z - @over R_field (below m) (fun i => u i * y i) + 2 * eta)) in O. lra.
  - pose proof (E0_output m N A s rho gamma lambda width y s1 ltac:(lra) G H L W x z u eta S T Pa Le Z E U D) as O. lra.
Qed.

Ltac prove_RealsRecovery_E0_output := with_property output.

Ltac refute_RealsRecovery_E0_output m :=
  let at_ k n A rho gamma lambda width y x z u eta S T :=
    falls_at m (k ;; n ;; A ;; 1%nat ;; rho ;; gamma ;; lambda ;; width ;;
    vector y ;; vector x ;; vector z ;; vector u ;; eta ;; S ;; T ;; tt) S T in
  let column_at lambda width y x u eta :=
    at_ 2%nat 1%nat column (1 / 2) 1 lambda width y x [0] u eta [0%nat] (@nil nat) in
  let differences_at x S T := at_ 2%nat 3%nat differences (1 / 2) 2 (1 / 4) 18 [0] x (@nil R) [0] 0 S T in
  first
    [ column_at (1 / 2) 9 [0] [0] [0] 0 | column_at (1 / 2) 9 [1] [0] [0] 1 | column_at (1 / 2) 9 [0] [1] [0] 1
    | at_ 1%nat 2%nat balance (3 / 2) 1 1 0 [-1] [-1; 0] [0; 1] [0] 0 [0%nat] [1%nat]
    | column_at 0 0 [1] [1] [0] 0 | column_at (1 / 2) 0 [1] [1] [0] 0 | column_at 2 (9 / 4) [1] [1] [1] 0
    | column_at (1 / 2) 9 [1] [1] [1] 0 | column_at (1 / 2) 9 [0; 1] [0] [0; 100] 1
    | column_at (1 / 2) 9 [0] [0] [0] (-100)
    | differences_at [1; 1; 1] [0%nat] [1%nat; 2%nat] | differences_at [0; 1; 1] [0%nat] [1%nat; 2%nat]
    | differences_at [1; 1; 1] (@nil nat) (@nil nat) | differences_at [1; 1; 1] [0%nat; 1%nat; 2%nat] (@nil nat)
    | at_ 1%nat 1%nat nothing (1 / 2) 1 (1 / 2) 9 [0] [1] [0] [0] 0 [0%nat] (@nil nat) ].
