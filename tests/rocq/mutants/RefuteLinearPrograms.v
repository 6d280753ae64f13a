(** * Mutants of D: three columns and one row, the entries 1 and 1 - 4^-n; D where less is assumed *)

From Coq Require Import ZArith QArith Qabs List Lia Lqa PeanoNat.
From Barriers Require Import OrderedFields Archimedean Algorithms Computation Sharpness TrustBarriers.
From Barriers Require Import Sums Distances Entries LinearPrograms Programs.
From Barriers Require TrustExamples.
From Mutants Require Import Verdicts Coordinates AnyEntries RefuteComputationForks.
Import ListNotations.
Open Scope Q_scope.

Canonical Structure Q_field.

(** ** Solutions *)

(** The third unit vector: the only solution for y_1 = -1. *)
Definition third (j : nat) : Q := match j with 2%nat => 1 | _ => 0 end.
Lemma third_optimal (alpha beta : Q) : 0 <= alpha -> 0 <= beta -> LinearPrograms.optimal 0 0 alpha beta (-1) third.
Proof.
  intros A B. split; [split |].
  - intros [| [| [| j]]] H; first [lia | discriminate].
  - intros [| i] H; [| lia]. unfold times. cbn. ring.
  - intros x [P E]. specialize (E 0%nat ltac:(lia)). unfold times in E. cbn in E.
    pose proof (P 0%nat ltac:(lia)) as P0. pose proof (P 1%nat ltac:(lia)) as P1.
    change (0 <= x 0%nat) in P0. change (0 <= x 1%nat) in P1. cbn. nra.
Qed.

Lemma between_optimal (u v : Q) : 0 <= u -> 0 <= v -> u + v == 1 -> LinearPrograms.optimal 0 0 1 1 1 (pair u v).
Proof.
  intros U V E. apply (D_solutions (K := Q_field) 0 0 1 1 1); try reflexivity.
  exists u, v. split; [intros j _; reflexivity |].
  repeat split; try assumption; [| discriminate | discriminate]. change (1 * (u + v) == 1). lra.
Qed.
Lemma first_optimal : LinearPrograms.optimal 0 0 2 1 2 (@pair Q_field 1 0).
Proof. apply (D_solutions (K := Q_field) 0 0 2 1 2); try reflexivity. exists 1, 0. shown. Qed.
Lemma second_optimal : LinearPrograms.optimal 0 0 1 2 2 (@pair Q_field 0 1).
Proof. apply (D_solutions (K := Q_field) 0 0 1 2 2); try reflexivity. exists 0, 1. shown. Qed.

Ltac refute_LinearPrograms_D_solutions m :=
  let at_ alpha beta y := (specialize (m Q_field 0%nat 0%nat alpha beta y); met_by ltac:(fun _ => shown) m) in
  let between := constr:(fun u v : Q => between_optimal u v) in
  let is x := (specialize (m x)) in
  first
    [ at_ 1 1 1; is (@pair Q_field 0 1); contrary m (between_optimal 0 1 ltac:(shown) ltac:(shown) ltac:(shown))
    | at_ 1 1 1; is (@pair Q_field 1 0); contrary m (between_optimal 1 0 ltac:(shown) ltac:(shown) ltac:(shown))
    | at_ 1 2 2; is (@pair Q_field 0 1); contrary m second_optimal
    | at_ 2 1 2; is (@pair Q_field 1 0); contrary m first_optimal
    | at_ 1 1 1; is (@pair Q_field 0 1);
      let h := fresh in let h' := fresh in pose proof (between_optimal 0 1 ltac:(shown) ltac:(shown) ltac:(shown)) as h;
      pose proof (proj1 m h 5 5) as h'; absurd_at h'
    | (* 0 is none of them *)
      at_ 1 1 1; is (@pair Q_field 0 0);
      lazymatch type of m with _ <-> ?R =>
        let h := fresh in assert (h : R) by (exists 0, 0; shown); apply m in h; destruct h as [[_ h] _]; absurd_at h end
    | at_ 1 1 (-1 # 1); is third;
      let h := fresh in let u := fresh "u" in let v := fresh "v" in
      pose proof (third_optimal 1 1 ltac:(shown) ltac:(shown)) as h; apply m in h; destruct h as (u & v & E & _);
      specialize (E 2%nat ltac:(lia)); absurd_by_computing E ].

(** One of the two entries is positive, or both. *)
Ltac top_positive := destruct (lt_le_dec _ _); fra.
Ltac prove_LinearPrograms_D_solutions :=
  intros F m N alpha beta y1; intros; 
  first
    [ apply solutions_any; [top_positive | fra]
    | rewrite (solutions_any m N alpha beta y1) by first [top_positive | fra];
      split; intros (u & v & ? & ? & ? & ? & ? & ?); exists u, v; repeat split; try assumption; try fra;
      intros L; match goal with h : (_ -> _)%F |- _ => specialize (h L) end; fra ].

Ltac refute_LinearPrograms_optimal_decided m :=
  let at_ alpha beta y x := (specialize (m Q_field 0%nat 0%nat alpha beta y x); met_by ltac:(fun _ => shown) m) in
  first
    [ at_ 1 1 1 (@pair Q_field 0 1);
      let h := fresh in pose proof (proj2 m (between_optimal 0 1 ltac:(shown) ltac:(shown) ltac:(shown))) as h; absurd_by_computing h
    | at_ 1 1 (-1 # 1) third;
      let h := fresh in pose proof (proj2 m (third_optimal 1 1 ltac:(shown) ltac:(shown))) as h; absurd_by_computing h ].
Ltac prove_LinearPrograms_optimal_decided :=
  intros F m N alpha beta y1 x; intros; apply decided_any; [top_positive | fra].
