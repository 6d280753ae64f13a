(** * Mutants of K (iii) for the family of D over R: any first index, y_1 = 0, and programs of which neither point is
  right *)

From Coq Require Import QArith List Lia PeanoNat.
From Coq Require Import Raxioms RIneq Rbasic_fun Rfunctions R_sqrt Lra.
From Barriers Require Import OrderedFields Archimedean RealField Algorithms Computation Sharpness RealComputation.
From Barriers Require Import RealsOptimisation RealBarriers RealSharpness RealsDigits.
From Barriers Require Sums Distances Entries LinearPrograms GeneralFields OptimisationFields.
From Mutants Require Import RefuteFields RefuteSharpnessFields RefuteSharpnessFieldsPrograms RefuteRealDistances.
From Mutants Require StrongerSharpnessFields.
Open Scope R_scope.

Section Programs.
Variables (m N : nat) (top y1 : R) (first : nat) (rho : R) (information : fork -> oracle).
Hypothesis top_positive : 0 < top.
Hypothesis y1_not_negative : 0 <= y1.
Hypothesis rho_not_negative : 0 <= rho.
Hypothesis admissible :
  forall iota, is_input first iota -> real_admissible (program_evaluation m N top y1 iota) (information iota).
Local Notation attained within := (bounds_attained (fun iota => within (program_solutions m N top y1 iota)) information
  first (plane_vector (y1 / top) 0) (plane_vector 0 (y1 / top))).

Lemma attained_any (d : GeneralFields.metric_over R_field (nat -> R)) (within : ((nat -> R) -> Prop) -> (nat -> R) ->
  Prop) :
  (forall S x, GeneralFields.within_of d rho S x -> within S x) ->
  (forall (S : (nat -> R) -> Prop) x, S x -> GeneralFields.within_of d rho S x) -> attained within.
Proof.
  intros W Exact.
  destruct (@StrongerSharpnessFields.D_sharp_any R_archimedean m N top y1 first top_positive y1_not_negative d
    information rho O)
    as [H H'].
  - exact Exact.
  - intros iota Hi j i. rewrite <- (program_evaluation_abstract m N top y1 1 (le_n 1)). apply (admissible_real _ _
    (admissible iota Hi)).
  - split; [exact H |]. intros iota Hi. destruct (H' iota Hi) as [H1 H2].
    assert (E : forall x, GeneralFields.within_of d rho (LinearPrograms.linear_solutions m N top y1 iota) x ->
      within (program_solutions m N top y1 iota) x).
    { intros x X. apply W. intros e He. destruct (X e He) as (s & Ss & L). exists s. split; [| exact L].
      apply (proj2 (program_solutions_abstract m N top y1 iota s)), Ss. }
    split; [revert H1 | revert H2]; apply at_least_weaken; exact E.
Qed.
Lemma lp_any q : (1 <= q)%nat -> attained (within_lp q (S (S (S N))) rho).
Proof.
  intros Hq. apply (attained_any (@OptimisationFields.lp_over R_archimedean q (S (S (S N))) Hq)).
  - intros S x W e He. destruct (W e He) as (s & Ss & P & L). exists s. split; [exact Ss |]. split; [exact P |].
    rewrite power_sum_real, power_real in L. exact L.
  - intros S x H e He. exists x. change (0 < e) in He. split; [exact H |]. assert (P : 0 <= rho + e) by lra.
    split; [exact P |]. set (n := Datatypes.S _). pose proof (@Distances.power_sum_self R_field q n x Hq) as E.
    pose proof (@Distances.power_nonneg R_field (rho + e) q P) as Z.
    change (@Distances.power_sum R_field q n x x <= @Distances.fpower R_field (rho + e) q). apply (Rle_trans _ 0).
    + apply Req_le. exact E.
    + exact Z.
Qed.
Lemma linf_any : attained (within_linf (S (S (S N))) rho).
Proof.
  apply (attained_any (@OptimisationFields.linf_over R_archimedean (S (S (S N))))).
  - intros S x W e He. destruct (W e He) as (s & Ss & P & L). exists s. split; [exact Ss |]. split; [exact P |].
    intros j Hj. rewrite <- abs_real. apply L, Hj.
  - intros S x H e He. exists x. change (0 < e) in He. split; [exact H |]. assert (P : 0 <= rho + e) by lra.
    split; [exact P |]. intros j _. rewrite abs_real. change (Rabs (x j - x j) <= rho + e).
    rewrite Rminus_diag_eq by reflexivity. rewrite Rabs_R0. exact P.
Qed.
Lemma euclidean_any : attained (within_euclidean (S (S (S N))) rho).
Proof.
  apply (attained_any (@OptimisationFields.euclidean_over R_archimedean (S (S (S N))))).
  - intros S x. apply within_euclidean_abstract. reflexivity.
  - intros S x H. apply (within_euclidean_abstract _ rho S S x (fun s => iff_refl _)). intros e He. exists x.
    split; [exact H |]. rewrite (@Sums.sum_zero R_field) by (intros j _; change ((x j - x j) * (x j - x j) = 0); ring).
    change (sqrt 0 <= rho + e). rewrite sqrt_0. lra.
Qed.
End Programs.

Ltac prove_sharp L :=
  intros m N top y1 first rho information; intros; apply L; first [assumption | conditions].
Ltac prove_RealSharpness_D_real_sharp_lp := prove_sharp lp_any.
Ltac prove_RealSharpness_D_real_sharp_linf := prove_sharp linf_any.
Ltac prove_RealsDigits_D_real_sharp_euclidean := prove_sharp euclidean_any.

(** ** Refuted: at points that are not near to any solution *)

(** Near in each norm means near in the first two coordinates. *)
Definition near_two (T : (nat -> R) -> Prop) (x : nat -> R) : Prop :=
  exists s, T s /\ -1 / 2 <= x 0%nat - s 0%nat <= 1 / 2 /\ -1 / 2 <= x 1%nat - s 1%nat <= 1 / 2.
Lemma abs_half x : Rabs x <= 1 / 2 -> -1 / 2 <= x <= 1 / 2.
Proof. intros H. pose proof (Rle_abs x). pose proof (Rle_abs (- x)) as L. rewrite Rabs_Ropp in L. lra. Qed.
Lemma near_linf T x : within_linf 3 0 T x -> near_two T x.
Proof.
  intros W. destruct (W (1 / 2) ltac:(lra)) as (s & Ts & _ & H). exists s. split; [exact Ts |].
  split; apply abs_half; rewrite <- (Rplus_0_l (1 / 2)); apply H; lia.
Qed.
Lemma near_l1 T x : within_lp 1 3 0 T x -> near_two T x.
Proof.
  intros W. destruct (W (1 / 2) ltac:(lra)) as (s & Ts & _ & H). exists s. split; [exact Ts |]. simpl in H.
  pose proof (Rabs_pos (x 0%nat - s 0%nat)). pose proof (Rabs_pos (x 1%nat - s 1%nat)). pose proof (Rabs_pos (x 2%nat
    - s 2%nat)).
  split; apply abs_half; lra.
Qed.
Lemma near_euclidean T x : within_euclidean 3 0 T x -> near_two T x.
Proof.
  intros W. destruct (W (1 / 2) ltac:(lra)) as (s & Ts & H). exists s. split; [exact Ts |].
  pose proof (Rle_0_sqr (x 0%nat - s 0%nat)) as A0. pose proof (Rle_0_sqr (x 1%nat - s 1%nat)) as A1.
  pose proof (Rle_0_sqr (x 2%nat - s 2%nat)) as A2. unfold Rsqr in *.
  assert (E : sqrt (0 + (x 0%nat - s 0%nat) * (x 0%nat - s 0%nat) + (x 1%nat - s 1%nat) * (x 1%nat - s 1%nat) +
    (x 2%nat - s 2%nat) * (x 2%nat - s 2%nat)) <= 0 + 1 / 2) by exact H. clear H.
  match type of E with sqrt ?a <= _ =>
    assert (P : 0 <= a) by lra; pose proof (sqrt_sqrt a P) as F; pose proof (sqrt_pos a); set (r := sqrt a) in *;
    assert (Q : a <= 1 / 4) by (rewrite <- F; nra) end.
  clearbody r. set (u := x 0%nat - s 0%nat) in *. set (v := x 1%nat - s 1%nat) in *. clearbody u v.
  split; split; nra.
Qed.
Lemma one_is s : program_solutions 0 0 1 1 (Member One 1) s -> s 0%nat = 1 /\ s 1%nat = 0.
Proof.
  intros H. pose proof (member_is 0 0 1 1 Rlt_0_1 One 1 s (Rlt_le _ _ Rlt_0_1) H) as E.
  split; [rewrite (E 0%nat ltac:(lia)); simpl; field | rewrite (E 1%nat ltac:(lia)); reflexivity].
Qed.
Lemma two_is s : program_solutions 0 0 1 1 (Member Two 1) s -> s 0%nat = 0 /\ s 1%nat = 1.
Proof.
  intros H. pose proof (member_is 0 0 1 1 Rlt_0_1 Two 1 s (Rlt_le _ _ Rlt_0_1) H) as E.
  split; [rewrite (E 0%nat ltac:(lia)); reflexivity | rewrite (E 1%nat ltac:(lia)); simpl; field].
Qed.
Lemma negative_is s : program_solutions 0 0 1 (-1) (Member One 1) s -> 0 <= s 0%nat /\ 0 <= s 1%nat.
Proof. intros [[P _] _]. split; apply P; lia. Qed.

Definition nearest_of (y1 : R) (iota : fork) : oracle := fun k l => real_nearest (program_evaluation 0 0 1 y1 iota k) l.
(** Of the limit alone answers are given. *)
Definition limit_known (y1 : R) (iota : fork) : oracle := match iota with Limit => nearest_of y1 Limit | _ => fun _ _
  => 0%Q end.

Ltac far_off near is_ :=
  let H := fresh in let s := fresh in let T := fresh in let a := fresh in let b := fresh in
  apply bound_no; intros H; apply near in H; destruct H as (s & T & a & b); apply is_ in T;
  unfold plane_vector in a, b; replace (1 / 1) with 1 in a, b by field; replace (-1 / 1) with (-1) in a, b by field;
    lra.
Ltac below H := apply bound_no; first [apply lp_zero | apply linf_below; lra | apply lp_below; lra | apply
  euclidean_below; lra].
Ltac answered_so :=
  first [ lra | simpl; lra | apply le_n | lia | intros; apply real_nearest_admissible | exists Limit; intros; apply
    real_nearest_admissible ].
Ltac sharp_given m y1 rho info := specialize (m O O 1 y1 1%nat rho (info y1));
  repeat lazymatch type of m with
  | ?A -> ?B => lazymatch type of A with Prop => let a := fresh in assert (a : A) by (clear m; answered_so);
    specialize (m a) end
  end.
Ltac right_at m iota q1 q2 := destruct m as [_ m]; destruct (m iota ltac:(first [exact I | apply le_n])) as [q1 q2].
Ltac half_too_much q tac1 tac2 := eapply coin_bound in q; [| tac1 | tac2]; vm_compute in q; apply q; reflexivity.
Ltac refuted_sharp m near power :=
  let q1 := fresh "q" in let q2 := fresh "q" in
  let at_ y1 rho info iota := (sharp_given m y1 rho info; power m; right_at m iota q1 q2) in
  first
    [ at_ 1 0 nearest_of (Member One 1); half_too_much q1 ltac:(far_off near one_is) ltac:(far_off near one_is)
    | at_ 1 0 nearest_of (Member Two 1); half_too_much q1 ltac:(far_off near two_is) ltac:(far_off near two_is)
    | at_ (-1) 0 nearest_of (Member One 1); half_too_much q1 ltac:(far_off near negative_is) ltac:(far_off near
      negative_is)
    | at_ 1 (-1) nearest_of (Member One 1); half_too_much q1 ltac:(below I) ltac:(below I)
    | at_ 1 0 limit_known (Member One 1);
      eapply (two_thirds_bound _ _ _ _ _ _ true false false) in q2;
      [ vm_compute in q2; apply q2; reflexivity | apply bound_yes | far_off near one_is
      | let n := fresh in let p := fresh in let h := fresh in intros n p h; refine (vain _ _ _ _ _ _ _ _ _ _ h);
        intros; reflexivity ] ].
Ltac refute_RealSharpness_D_real_sharp_linf m := refuted_sharp m near_linf ltac:(fun m => idtac).
Ltac refute_RealsDigits_D_real_sharp_euclidean m := refuted_sharp m near_euclidean ltac:(fun m => idtac).
Ltac refute_RealSharpness_D_real_sharp_lp m :=
  first
    [ refuted_sharp m near_l1 ltac:(fun m => specialize (m 1%nat); try specialize (m (le_n 1)))
    | let q1 := fresh "q" in let q2 := fresh "q" in
      sharp_given m 1 0 nearest_of; specialize (m O); try specialize (m (le_n 0)); right_at m (Member One 1) q1 q2;
      half_too_much q1 ltac:(below I) ltac:(below I) ].
