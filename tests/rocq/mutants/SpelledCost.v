(** * Why B3 asks for a > 0: a cost that sees how numbers are written

    A cost function need not give equal vectors the same cost.  For a = 0 all points of a training set are one point,
    and all training sets are equal; but over Q, where numbers are fractions that need not be reduced, they are written
    in other ways.  [spelled] is (1, 1, 1, 1), written in a way in which no network writes it on T_1.  The cost prefers
    it to [zeros], and this to all other vectors that are not the labels: so on T_0 [spelled] is a solution, and on T_1
    only [zeros] is one, which is as far from [spelled] as from the labels. *)

From Coq Require Import QArith List Lqa Lia PeanoNat.
From Barriers Require Import OrderedFields Archimedean Entries Networks Classification Instability Minimisers Training
  TrainingFields.
From Barriers Require Import Vacuity.
From Mutants Require Import Verdicts Instances RefuteMinimisers AnyLevelTraining.
From Mutants Require RefuteTraining.
Import ListNotations.
Open Scope Q_scope.

Definition spelled : vector K := [7 # 7; 11 # 11; 15 # 15; 19 # 19].
Definition zeros : vector K := [0; 0; 0; 0].
Definition spelled_cost : cost K :=
  fun v w q => same v w /\ 0 <= q \/ v = spelled /\ 1 <= q \/ same v zeros /\ 2 <= q \/ 3 <= q.

Lemma spelled_cost_within : cost_function_within (K := K) 4 0 0 spelled_cost.
Proof.
  assert (Z : forall v w, spelled_cost v w 0 -> same v w).
  { intros v w [[S _] | [[_ L] | [[_ L] | L]]]; [exact S | exfalso; lra..]. }
  split.
  - intros v w _ _. unfold spelled_cost. split; [| split; [| split]].
    + intros q q' H L. change (q <= q') in L. destruct H as [[S H] | [[S H] | [[S H] | H]]];
        [left | right; left | right; right; left | right; right; right]; try split; try assumption; lra.
    + intros q H. change (0 <= q). destruct H as [[S H] | [[S H] | [[S H] | H]]]; lra.
    + apply Z.
    + intros S. left. split; [exact S | apply Qle_refl].
  - intros v w _ _ H. apply Z in H. rewrite (distance_same (K := K) v w w w H (same_refl _)).
    apply distance_le; [reflexivity | apply Qle_refl |]. clear. induction w as [| u w IH]; constructor; [| exact IH].
    apply abs_le_condition. in_Q. lra.
Qed.

Lemma no_labels (psi : network K) n : NN 2 [1%nat] psi -> ~ same (predictions psi (input (K := K) 2 0 4 n)) (labels 4).
Proof.
  intros H S. pose proof (far_always (K := K) 2 [1%nat] psi 0 4 H ltac:(simpl; lia)) as F.
  pose proof (no_print (K := K) 2 [1%nat] psi 0 (Training.step (K := K) 4 n) 4 H (or_introl (Qle_refl 0))) as E.
  fold (input (K := K) 2 0 4 n) in E. apply same_sym in E.
  rewrite (distance_same (K := K) _ _ _ _ E (same_refl _)) in F.
  rewrite (distance_same (K := K) _ _ _ _ S (same_refl _)) in F. exact (F eq_refl).
Qed.

Definition alive : network Q_field := network_of [neuron_of 1 0 1] [1] 0.
Lemma spelled_solves_0 : @Training.Xi K 2 [1%nat] 0 0 4 spelled_cost O spelled.
Proof.
  exists alive. split; [fact |]. assert (E : predictions alive (input (K := K) 2 0 4 0) = spelled) by reflexivity.
  rewrite E. split; [apply same_refl |]. intros psi q H C. right. left. split; [reflexivity |]. change (1 <= 0 + q).
  destruct C as [[S _] | [[_ L] | [[_ L] | L]]]; [destruct (no_labels psi 0 H S) | lra..].
Qed.

(** A neuron that is not 0 multiplies the denominators. *)
Lemma written (u b c w1 w2 x1 x2 : Q) :
  let v := u * relu (K := K) (w1 * x1 + (w2 * x2 + 0) + b) + 0 + c in
  Qden v = (Qden u * Qden c)%positive \/ (Qden x2 <= Qden v)%positive.
Proof.
  cbv zeta. unfold relu, fmax. destruct (lt_le_dec _ _); [right | left; cbn; lia].
  destruct u as [? u], b as [? b], c as [? c], w1 as [? w1], w2 as [? w2], x1 as [? x1], x2 as [? x2]. cbn.
  assert (G : forall x p : positive, (x <= p * x)%positive) by (intros; nia).
  rewrite !Pos.mul_1_r. replace (u * (w1 * x1 * (w2 * x2) * b) * c)%positive
    with (u * w1 * x1 * w2 * b * c * x2)%positive by lia.
  apply G.
Qed.
Lemma never_spelled phi : NN 2 [1%nat] phi -> predictions phi (input (K := K) 2 0 4 1) <> spelled.
Proof.
  intros (_ & _ & _ & E & S) P. destruct phi as [layers [us c]]. cbn [hidden output weights] in *.
  destruct layers as [| [| [ws b] [|]] [|]]; try discriminate E. cbn [shaped length weights] in S.
  destruct S as [S1 S2].
  inversion S1 as [| ? ? L _]; subst. cbn [weights] in L.
  destruct ws as [| w1 [| w2 [|]]]; try discriminate L. destruct us as [| u [|]]; try discriminate S2.
  assert (I : input (K := K) 2 0 4 1 = [[0 # 7; 0 # 760]; [0 # 11; 0 # 760]; [0 # 15; 0 # 760]; [0 # 19; 0 # 760]])
    by reflexivity.
  rewrite I in P. clear I.
  pose proof (f_equal (fun l => Qden (nth 0 l 0)) P) as P1. pose proof (f_equal (fun l => Qden (nth 1 l 0)) P) as P2.
  destruct (written u b c w1 w2 (0 # 7) (0 # 760)) as [D1 | D1], (written u b c w1 w2 (0 # 11) (0 # 760)) as [D2 | D2].
  - assert (X : 7%positive = 11%positive); [| discriminate X].
    exact (eq_trans (eq_sym P1) (eq_trans D1 (eq_trans (eq_sym D2) P2))).
  - exact (D2 (f_equal (fun d => (760 ?= d)%positive) P2)).
  - exact (D1 (f_equal (fun d => (760 ?= d)%positive) P1)).
  - exact (D1 (f_equal (fun d => (760 ?= d)%positive) P1)).
Qed.

Lemma zeros_solve_1 v : @Training.Xi K 2 [1%nat] 0 0 4 spelled_cost 1 v -> same v zeros.
Proof.
  intros (phi & H & S & B). specialize (B (constant 0) 2 ltac:(fact)).
  destruct B as [[L _] | [[L _] | [[Z _] | L]]].
  - right. right. left. split; [| discriminate]. apply (RefuteTraining.constant_predicts 0 2 0 4 1).
  - destruct (no_labels phi 1 H L).
  - destruct (never_spelled phi H L).
  - exact (RefuteTraining.same_after _ _ _ S Z).
  - exfalso. exact (L eq_refl).
Qed.
Lemma far_from_zeros x : (@distance K x zeros == fone)%F -> ~ @within_Xi K 2 [1%nat] 0 0 4 spelled_cost 0 1 x.
Proof.
  intros E W. destruct (W (1 # 2) eq_refl) as (v & V & _ & B). apply zeros_solve_1 in V.
  rewrite (distance_same (K := K) x x v zeros (same_refl _) V), E in B. exact (B eq_refl).
Qed.
Lemma labels_far : ~ @within_Xi K 2 [1%nat] 0 0 4 spelled_cost 0 1 (labels (K := K) 4).
Proof. apply far_from_zeros. reflexivity. Qed.
Lemma spelled_far : ~ @within_Xi K 2 [1%nat] 0 0 4 spelled_cost 0 1 spelled.
Proof. apply far_from_zeros. reflexivity. Qed.
