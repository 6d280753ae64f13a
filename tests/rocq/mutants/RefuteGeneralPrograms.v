(** * Mutants of D for general algorithms: the vector (1/2, 1/2, 0), and y_1 = -1, as in RefuteLinearPrograms.v *)

From Coq Require Import QArith Qabs List Lqa Lia PeanoNat.
From Barriers Require Import OrderedFields Archimedean ProbabilitySpaces Algorithms Computation GeneralAlgorithms.
From Barriers Require Import GeneralFamilies GeneralResults Sums Distances Entries LinearPrograms.
From Mutants Require Import Verdicts Coordinates RefuteLinearPrograms RefuteGeneral RefuteGeneralTraining.
From Mutants Require RefuteGeneralResults.
Import ListNotations.
Open Scope Q_scope.

(** ** What holds: for all first members, y_1 >= 0, and entries that may be negative *)

Section Forks.
Variables (m N : nat) (top y1 : Q) (first : nat).
Hypothesis top_positive : 0 < top.
Lemma general_linf : generally_unreachable m N top y1 first (linf_metric (S (S (S N)))) (fun rho => 2 * rho < y1 / top).
Proof.
  apply RefuteGeneralResults.unreachable. intros rho L n x _. apply (accurate_not_both _ (y1 / top)); [| exact L].
  intros s t r Hs Ht B. destruct (Qlt_le_dec y1 0) as [Neg | Pos].
  - destruct B as [R _]. change (0 <= r) in R. apply (Qle_trans _ 0); [| exact R]. apply Qle_shift_div_r; lra.
  - apply (one_any m N top y1 top_positive Pos) in Hs. apply (two_any m N top y1 top_positive Pos) in Ht.
    apply (corners_apart_sup (S N) (y1 / top) (value_nonneg top y1 top_positive Pos) s t Hs Ht r B).
Qed.
Lemma general_lp p (Hp : (1 <= p)%nat) : 0 <= y1 ->
  generally_unreachable m N top y1 first (lp_metric p (S (S (S N))) Hp) (fun rho =>
    0 <= rho /\ power (2 * rho) p < 2 * power (y1 / top) p).
Proof.
  intros Pos. apply RefuteGeneralResults.unreachable. intros rho [R L] n x _.
  destruct (kappa_between p rho (y1 / top) R L) as (kappa & K1 & K2 & K3).
  apply (accurate_not_both _ kappa); [| exact K1].
  intros s t r Hs Ht B. apply (one_any m N top y1 top_positive Pos) in Hs. apply (two_any m N top y1 top_positive Pos)
    in Ht.
  apply (corners_apart p (S N) (y1 / top) kappa Hp (value_nonneg top y1 top_positive Pos) K2 K3 s t Hs Ht r B).
Qed.
End Forks.
Ltac prove_GeneralResults_D_general_linf :=
  intros m N top y1 first; intros;
  let T := fresh "T" in assert (T : 0 < top) by top_above_0;
  first
    [ apply general_linf; exact T
    | eapply RefuteGeneralResults.unreachable_fewer; [| apply general_linf; exact T]; cbv beta;
      let rho := fresh "rho" in let R := fresh "R" in intros rho R; pose proof (value_nonneg top y1 T ltac:(lra)); lra ].
Ltac of_general_lp top y1 :=
  let T := fresh "T" in let Y := fresh "Y" in assert (T : 0 < top) by top_above_0; assert (Y : 0 <= y1) by lra;
  first
    [ apply general_lp; [exact T | exact Y]
    | eapply RefuteGeneralResults.unreachable_fewer; [| apply general_lp; [exact T | exact Y]]; cbv beta;
      let rho := fresh "rho" in let R := fresh "R" in let L := fresh "L" in let C := fresh "C" in let C' :=
        fresh "C'" in intros rho [R L];
      match goal with |- context [power _ ?p] =>
        pose proof (power_more 0 (y1 / top) p (Qle_refl 0) (value_nonneg top y1 T Y)) as C;
        pose proof (power_nonneg (K := Q_field) 0 p (Qle_refl 0)) as C'; change (0 <= power 0 p) in C';
        split; [lra |];
        first [ eapply Qle_lt_trans; [apply (power_more (2 * rho)) with (2 := ltac:(lra)); lra | exact L]
              | eapply Qle_lt_trans; [apply (power_more (2 * rho) (3 * rho)); lra |]; lra | lra ]
      end ].
Ltac prove_GeneralResults_D_general_lp :=
  first [ intros m N top y1 first; intros; exists 1%nat, (le_n 1); of_general_lp top y1
        | intros m N top y1 first; intros; of_general_lp top y1
        | exists 1%nat, 1%nat, 1, 1, 1%nat; intros; apply D_general_lp; assumption ].

(** ** One output that is right about all inputs *)

Lemma output_accurate {M} (d : metric M) o (S : M -> Prop) rho v : success_at_least d o S rho 1 (Output v) -> accurate d
  rho S v.
Proof.
  intros H. destruct (H (1 # 2) eq_refl) as [m A]. apply attains_output_inv in A. destruct A as [A | A]; [exfalso;
    lra | exact A].
Qed.
Lemma all_right m N top y1 d rhos rho v (B : generally_unreachable m N top y1 1 d rhos) : rhos rho ->
  (forall iota, is_input 1 iota -> accurate d rho (linear_solutions m N top y1 iota) v) -> False.
Proof.
  intros R A. destruct B as (info & _ & B). destruct (B rho R) as [K _]. unfold K_bounds in K.
  specialize (K Q_field (faces 0) (follow _ (says v)) 1). cbv zeta in K.
  destruct K as [K _]; [intros l; apply says_event; exact Logic.I | intros iota I; apply says_likely, A, I |].
  vm_compute in K. exact (K eq_refl).
Qed.
Definition nothing_known : fork -> oracle := fun _ _ _ => 0.
Ltac refute_GeneralResults_D_general_linf m :=
  specialize (m 0%nat 0%nat 1 1 1%nat); met_by ltac:(fun _ => shown) m;
  refine (all_right _ _ _ _ _ _ (1 # 2) half_half m _ _);
  [ vm_compute; first [reflexivity | discriminate]
  | intros iota _; apply (output_accurate _ (nothing_known iota)), half_half_right, half_half_linf ].
Ltac refute_GeneralResults_D_general_lp m :=
  let at_ y p Hp rho :=
    (specialize (m 0%nat 0%nat 1 y 1%nat); met_by ltac:(fun _ => shown) m; specialize (m p Hp);
     first
       [ refine (all_right _ _ _ _ _ _ rho half_half m _ _);
         [ vm_compute; split; first [reflexivity | discriminate]
         | intros iota _; apply (output_accurate _ (nothing_known iota)), half_half_right; intros e;
           exact (half_half_l1 e Hp) ]
       | refine (all_right _ _ _ _ _ _ rho third m _ _);
         [ vm_compute; split; first [reflexivity | discriminate]
         | intros iota I; apply (output_accurate _ (nothing_known iota));
           apply third_right; [exact (fun S x => accurate_lp_exact 2 3 Hp (1 # 2) S x ltac:(discriminate)) | exact I] ]
             ]) in
  first [at_ 1 1%nat (le_n 1) 1 | at_ (-1 # 1) 2%nat two_positive (1 # 2)].
