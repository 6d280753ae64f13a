(** * Certificates that satisfy the hypotheses of T1 and T2; the problems of C and D are among those of T

    T1.  Two rows, an intercept, and two further columns: A = (1 1 1/2; 1 -1 0), y = (3, 1), thresholds (0, 1/2, 1/2);
    all entries but those of the intercept, and y, are known within 1/100.  T2.  min x_1 + 2 x_2 subject to x_1 + x_2 +
    x_3 + x_4 = 1, x_1, x_2 >= 0, 0 <= x_3 <= 1/4, x_4 = 0; all entries of A, b, c are known within 1/100. *)

From Coq Require Import ZArith QArith Qabs Lqa Lia PeanoNat List.
From Barriers Require Sums Optimisation LinearPrograms.
From Barriers Require Import OrderedFields LinearSystems Regressions TrustRegression Programs TrustProgram.
Import ListNotations.

Open Scope Q_scope.
Definition entry (values : list Q) (i : nat) : Q := nth i values 0.

(** ** T1 *)

Definition example_A : nat -> nat -> Q := fun a => entry (nth a [[1; 1; 1 # 2]; [1; -1; 0]] []).
Definition example_y : nat -> Q := entry [3; 1].
Definition example_thresholds : nat -> Q := entry [0; 1 # 2; 1 # 2].
Definition example_radii : nat -> Q := entry [0; 1 # 100; 1 # 100].
Definition example_inverse : nat -> nat -> Q := fun i => entry (nth i [[1 # 2; 0]; [0; 1 # 2]] []).

Theorem T1_example :
  @T1_1 Q_field 3 example_thresholds (fun _ => 0) [0; 1]%nat (entry [0; 1]) (fun _ => 1 # 10) /\
  @T1_2 Q_field 2 (fun _ => 1) (fun _ => 0) example_A example_y example_thresholds example_radii (1 # 100) (fun _ => 0)
    [0; 1]%nat (entry [0; 1]) (entry [2; 3 # 4]) (fun _ => 1 # 10) example_inverse /\
  @T1_3 Q_field [0; 1]%nat (entry [0; 1]) (entry [2; 3 # 4]) (fun _ => 1 # 10) /\
  @T1_4 Q_field 2 3 (fun _ => 1) (fun _ => 0) example_A example_y example_thresholds example_radii (1 # 100)
    (fun _ => 0)
    [0; 1]%nat (entry [0; 1]) (entry [2; 3 # 4]) (fun _ => 1 # 10) (fun _ _ => 1 # 4).
Proof.
  split; [| split; [| split]].
  - split; [repeat constructor; simpl; intuition lia | split].
    + intros i [<- | [<- | []]]; (split; [lia | reflexivity]).
    + intros i [<- | [<- | []]]; [right; right | left]; repeat split; reflexivity.
  - intros i [<- | [<- | []]]; vm_compute; reflexivity.
  - intros i [<- | [<- | []]] N; [destruct N; reflexivity | vm_compute; reflexivity].
  - intros [| [| [| j]]] Hj N; [destruct N; simpl; auto | destruct N; simpl; auto | vm_compute; reflexivity | lia].
Qed.

(** ** T2 *)

Definition example_lower : nat -> option Q := fun _ => Some 0.
Definition example_upper : nat -> option Q := fun j => nth j [None; None; Some (1 # 4); Some 0] None.
Definition example_place : nat -> place := fun j => nth j [Fixed; AtLower; AtUpper; Fixed] Fixed.

Theorem T2_example :
  @T2_1 Q_field 1 4 example_lower example_upper [0%nat] example_place (entry [3 # 4; 0; 1 # 4;
    0]) (fun _ => 1 # 10) (fun _ => 1 # 10) /\
  @T2_2 Q_field 1 4 (fun _ _ => 1) (fun _ => 1) (fun _ _ => 1 # 100) (fun _ => 1 # 100) [0%nat] (entry [3 # 4; 0;
    1 # 4; 0])
    (fun _ => 1 # 10) (fun _ _ => 1) /\
  @T2_3 Q_field example_lower example_upper [0%nat] (entry [3 # 4; 0; 1 # 4; 0]) (fun _ => 1 # 10) /\
  @T2_4 Q_field 1 (fun _ _ => 1) (entry [1; 2; 0; 0]) (fun _ _ => 1 # 100) (fun _ => 1 # 100) [0%nat] (fun _ => 1)
    (fun _ => 1 # 10) (fun _ _ => 1) /\
  @T2_5 Q_field 1 4 (fun _ _ => 1) (entry [1; 2; 0;
    0]) (fun _ _ => 1 # 100) (fun _ => 1 # 100) [0%nat] example_place (fun _ => 1)
    (fun _ => 1 # 10) (fun _ _ => 1).
Proof.
  split; [| split; [| split; [| split]]].
  - split; [repeat constructor; intros [] | split; [reflexivity | split; [| split]]].
    + intros i [<- | []]. split; [lia | reflexivity].
    + intros. reflexivity.
    + intros [| [| [| [| j]]]] Hj N; [destruct N; simpl; auto | | | | lia]; split; vm_compute;
        (reflexivity || discriminate || exact I).
  - intros i [<- | []]. vm_compute. reflexivity.
  - intros i [<- | []]. split; vm_compute; [reflexivity | exact I].
  - intros [| a] Ha; [vm_compute; reflexivity | lia].
  - intros [| [| [| [| j]]]] Hj N; [destruct N; simpl; auto | vm_compute; reflexivity | vm_compute;
      reflexivity | exact I | lia].
Qed.

(** ** P2 of C0 is a regression, the program of D a linear program *)

Open Scope field_scope.

Section Problems.
Context {K : ordered_field}.
Add Field K_f : (K_field K) (morphism (of_Q_morph K), constants [f_cst], setoid (K_setoid K) (K_ext K)).

Lemma sum_over n (f : nat -> K) : Sums.sum n f == over (below n) f.
Proof.
  induction n as [| n IH]; [reflexivity |]. unfold below in *. rewrite seq_S, over_app. simpl. rewrite IH. ring.
Qed.

(** The thresholds are lambda/2, the weights 1, the ridge 0. *)
Theorem T0_p2 m N (A : nat -> nat -> K) y x lambda :
  Optimisation.minimiser (Optimisation.P2 lambda) m N A y x <->
  minimises m N (fun _ => 1) (fun _ => 0) A y (fun _ => $(1 # 2) * lambda) x.
Proof.
  assert (E : forall z, lambda * Sums.l1 N z + Sums.square m (Sums.residual N A y z) ==
    cost m N (fun _ => 1) (fun _ => 0) A y (fun _ => $(1 # 2) * lambda) z).
  { intros z. unfold cost, Sums.l1, Sums.square. rewrite <- Sums.sum_scale, <- !sum_over.
    apply fadd_proper; apply Sums.sum_same; intros j _; [ring |].
    unfold Sums.residual, Sums.times, Regressions.residual. rewrite sum_over. ring. }
  unfold Optimisation.minimiser, Optimisation.objective, Optimisation.at_most, minimises. split.
  - intros [_ Min] z. pose proof (Min z _ (le_refl _)) as L. rewrite !E in L. exact L.
  - intros Min. split; [eexists; apply le_refl |]. intros z v L. rewrite E in L. rewrite E.
    apply (le_trans _ _ _ (Min z) L).
Qed.

(** Bounds 0 and none, costs 1. *)
Theorem T0_d m N (alpha beta y1 : K) x : LinearPrograms.optimal m N alpha beta y1 x <->
  optimal (S m) (S (S (S N))) (fun _ => Some 0) (fun _ => None) (LinearPrograms.program_matrix alpha beta)
    (LinearPrograms.load y1) (fun _ => 1) x.
Proof.
  assert (F : forall z, LinearPrograms.feasible m N alpha beta y1 z <->
    feasible (S m) (S (S (S N))) (fun _ => Some 0) (fun _ => None) (LinearPrograms.program_matrix alpha beta)
      (LinearPrograms.load y1) z).
  { intros z. unfold LinearPrograms.feasible, feasible. split.
    - intros [P R]. split; [| intros j Hj; split; [apply (P j Hj) | exact I]].
      intros a Ha. pose proof (R a Ha) as E. unfold Sums.times in E. rewrite sum_over in E. exact E.
    - intros [R P]. split; [intros j Hj; apply (P j Hj) |].
      intros a Ha. unfold Sums.times. rewrite sum_over. exact (R a Ha). }
  assert (O : forall z : nat -> K, Sums.sum (S (S (S N))) z == objective (S (S (S N))) (fun _ => 1) z).
  { intros z. unfold objective. rewrite <- sum_over. apply Sums.sum_same. intros j _. ring. }
  unfold LinearPrograms.optimal, optimal. rewrite (F x). split; intros [X Min]; (split; [exact X |]); intros z Z.
  - pose proof (Min z (proj2 (F z) Z)) as L. rewrite !O in L. exact L.
  - rewrite !O. apply (Min z), F, Z.
Qed.
End Problems.
