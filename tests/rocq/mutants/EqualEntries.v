(** * Restarts of four equal entries

    A is the identity with four rows, y = (1, 1, 1, 1) and tau = 1.  From equal entries all vectors have equal entries,
    z^k = (z, z, z, z) and u^k = w (1/2, 1/2, 1/2, 1/2), where |w| is the length of u^k: so it is rational, and restarts
    are computed.  For lambda a little below 1/2, F(z) = 2 - (2 - 4 lambda) z falls slowly towards its least value at
    y, which is far away. *)

From Coq Require Import ZArith QArith List Lia Lqa.
From Barriers Require Import OrderedFields Archimedean LinearSystems Lengths Recovery RecoveryBlocks RecoveryRestarts
  RecoveryExamples.
From Mutants Require Import Verdicts RefuteRecovery RefuteRecoveryBlocks RestartsAtZero.
Import ListNotations.

Canonical Structure Q_field.
Open Scope Q_scope.

Ltac cases :=
  in_Q; change (@lt_le_dec Q_field) with Qlt_le_dec in *;
  repeat match goal with |- context [Qlt_le_dec ?a ?b] => destruct (Qlt_le_dec a b) end.

Section Equal.
Variable lambda : Q.

Definition threshold (w : Q) : Q := soft_threshold (K := Q_field) lambda w.
Definition clamp (v : Q) : Q := if Qlt_le_dec 1 v then 1 else if Qlt_le_dec v (-1 # 1) then -1 # 1 else v.
Definition next (theta : Q) (s : Q * Q) : Q * Q :=
  let (z, w) := s in let z' := Qred (threshold (z - (1 # 2) * w)) in
  (z', Qred (clamp (w + 2 * (2 * z' - z - theta)))).
Fixpoint state (theta z0 : Q) (k : nat) : Q * Q :=
  match k with O => (theta * z0, 0) | S k => next theta (state theta z0 k) end.
(** z^1 + ... + z^p *)
Fixpoint total (theta z0 : Q) (p : nat) : Q :=
  match p with O => 0 | S k => Qred (total theta z0 k + fst (state theta z0 p)) end.
Definition result (theta : Q) (p : nat) (z0 : Q) : Q := Qred (total theta z0 p / number (K := Q_field) p / theta).

Lemma total_mean theta z0 p :
  total theta z0 p == over (K := Q_field) (below p) (fun k => fst (state theta z0 (S k))).
Proof.
  induction p as [| p IH]; [reflexivity |].
  pose proof (below_succ (K := Q_field) p (fun k => fst (state theta z0 (S k)))) as B.
    change (@feq Q_field) with Qeq in B.
  rewrite B. cbn [total]. rewrite Qred_correct, IH. reflexivity.
Qed.

Definition halves : nat -> K := of [1 # 2; 1 # 2; 1 # 2; 1 # 2].
Definition ones : nat -> K := of [1; 1; 1; 1].
Definition constant (a : Q) (j : nat) : K := a.

Lemma threshold_same (a b : Q) : a == b -> threshold a == threshold b.
Proof.
  intros E. unfold threshold, soft_threshold. cases; lra.
Qed.

(** The projection of v e, for |e| = 1. *)
Lemma clamped (v : Q) (p q : nat -> K) : (forall i, (i < 4)%nat -> p i == v * halves i) ->
  (forall i, (i < 4)%nat -> q i == clamp v * halves i) -> projection (K := Q_field) 4 p q.
Proof.
  intros P R. destruct (Qlt_le_dec v 0) as [N | N].
  - apply (ray (K := Q_field) 4 halves ltac:(vm_compute; reflexivity) (- v)).
    + change (0 <= - v). lra.
    + intros i Hi. change (p i == - - v * halves i). rewrite (P i Hi). ring.
    + intros i Hi. change (q i == - capped (K := Q_field) (- v) * halves i). rewrite (R i Hi). unfold capped, clamp.
      cases; try (exfalso; lra); ring.
  - apply (ray (K := Q_field) 4 (fun i => - halves i) ltac:(vm_compute; reflexivity) v).
    + exact N.
    + intros i Hi. change (p i == - v * - halves i). rewrite (P i Hi). ring.
    + intros i Hi. change (q i == - capped (K := Q_field) v * - halves i). rewrite (R i Hi). unfold capped, clamp.
      cases; try (exfalso; lra); ring.
Qed.

Lemma equal_block theta p z0 : ~ theta == 0 ->
  block (K := Q_field) 4 4 unit_entry lambda 1 1 theta p ones (constant z0) (constant (result theta p z0)).
Proof.
  intros T. exists (fun k _ => fst (state theta z0 k)), (fun k i => snd (state theta z0 k) * halves i).
  split; [intros j _; reflexivity |]. split; [split |].
  - intros i _. change (0 * halves i == 0). ring.
  - intros k _. cbn [state]. destruct (state theta z0 k) as [z w]. cbn [next fst snd].
    set (z' := Qred (threshold (z - (1 # 2) * w))). split.
    + intros j Hj. change (z' == soft_threshold (K := Q_field) (1 * lambda)%F
        (z - 1 * over (K := Q_field) (below 4) (fun i => (unit_entry i j * (w * halves i))%F))%F).
      assert (O : over (K := Q_field) (below 4) (fun i => (unit_entry i j * (w * halves i))%F) == (1 # 2) * w).
      { revert j Hj. each; cbn; ring. }
      set (o := over (K := Q_field) (below 4) (fun i => (unit_entry i j * (w * halves i))%F)) in *. clearbody o.
      unfold z'. rewrite Qred_correct. rewrite (threshold_same _ (z - 1 * o)) by (rewrite O; ring).
      unfold threshold, soft_threshold.
      assert (L : 1 * lambda == lambda) by ring. cases; lra.
    + apply (clamped (w + 2 * (2 * z' - z - theta))).
      * intros i Hi.
        assert (I : image (K := Q_field) 4 unit_entry (fun _ => ($2 * z' - z)%F) i == 2 * z' - z)
          by (rewrite identity_image by exact Hi; reflexivity).
        change (w * halves i + 1 * (image (K := Q_field) 4 unit_entry (fun _ => ($2 * z' - z)%F) i - theta * ones i) ==
          (w + 2 * (2 * z' - z - theta)) * halves i).
        rewrite I. revert i Hi I. intros [| [| [| [| i]]]] Hi _; [cbn; ring .. | lia].
      * intros i _. cbn [snd]. rewrite Qred_correct. reflexivity.
  - intros j _. change (theta * result theta p z0 == over (K := Q_field) (below p) (fun k =>
    fst (state theta z0 (S k))) * / number (K := Q_field) p).
    rewrite <- total_mean. unfold result. rewrite Qred_correct. unfold Qdiv. set (a := total theta z0 p * _).
    transitivity (a * (theta * / theta)); [ring | rewrite Qmult_inv_r by exact T; ring].
Qed.

(** The restarts. *)
Variables (width upsilon eps0 : Q) (p : nat).
Fixpoint entry (k : nat) : Q :=
  match k with O => 0 | S k => result (theta (K := Q_field) width 0 upsilon eps0 k) p (entry k) end.

Lemma equal_restarts n : 0 < width -> 0 < upsilon -> 0 < eps0 ->
  restarts (K := Q_field) 4 4 unit_entry lambda width 0 upsilon 1 eps0 p ones (fun k => constant (entry k)) n.
Proof.
  intros W U E. split; [intros; reflexivity |]. intros k _. apply equal_block. unfold theta.
  pose proof (eps_positive (K := Q_field) width 0 upsilon eps0 W (le_refl (K := Q_field) 0) U
    ltac:(change (0 < eps0 + 0); lra) k) as P.
  set (e := (eps (K := Q_field) 0 upsilon eps0 k + 0)%F) in *. clearbody e. change (0 < e) in P.
  change (~ 1 * / (width * e) == 0). intros X.
  assert (0 < / (width * e)) by (apply Qinv_lt_0_compat, Qmult_lt_0_compat; assumption). lra.
Qed.
End Equal.

(** lambda = 499/1000, C^ = 91/10, upsilon = 1/2, eps_0 = 2, p = 37: after 12 restarts F is still above
    F(y) + eps_12. *)
Definition creeping (k : nat) : Q := entry (499 # 1000) (91 # 10) (1 # 2) 2 37 k.
Lemma too_slow : ~ value_at_most (K := Q_field) 4 4 unit_entry ones (499 # 1000) (constant (creeping 12))
  (((499 # 250) : Q_field) + eps (K := Q_field) 0 (1 # 2) 2 12)%F.
Proof.
  let v := eval vm_compute in (creeping 12) in replace (creeping 12) with v by (vm_compute; reflexivity).
  intros [_ H]. absurd_by_computing H.
Qed.
