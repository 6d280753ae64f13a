(** * Restarts that stay at 0, and restarts by a scaling of 0 *)

From Coq Require Import ZArith QArith List Lia Lqa Permutation.
From Barriers Require Import OrderedFields LinearSystems Lengths Recovery RecoveryBlocks RecoveryRestarts.
From Mutants Require Import Verdicts.
Import ListNotations.

Canonical Structure Q_field.

Section Still.
Open Scope field_scope.
Context {K : ordered_field}.
Add Field K_f : (K_field K) (morphism (of_Q_morph K), constants [f_cst], setoid (K_setoid K) (K_ext K)).
Definition capped (w : K) : K := if lt_le_dec 1 w then 1 else w.

Lemma capped_range w : 0 <= w -> 0 <= capped w <= 1.
Proof. intros W. unfold capped. destruct (lt_le_dec 1 w); split; fra. Qed.

Lemma capped_steps w s : 0 <= s -> 0 <= w -> capped (capped w + s) == capped (w + s).
Proof. intros S W. unfold capped. repeat destruct (lt_le_dec _ _); fra. Qed.

Fixpoint steps (s : K) (k : nat) : K := match k with O => 0 | Datatypes.S k => steps s k + s end.
Lemma steps_nonneg s k : 0 <= s -> 0 <= steps s k.
Proof. intros S. induction k as [| k IH]; simpl; fra. Qed.

Section Ray.
Variables (m : nat) (e : nat -> K).
Hypothesis e_unit : dot (below m) e e == 1.

(** The projection of -w e, for w >= 0, is -min(w, 1) e. *)
Lemma ray w (p q : nat -> K) : 0 <= w -> (forall i, (i < m)%nat -> p i == - w * e i) ->
  (forall i, (i < m)%nat -> q i == - capped w * e i) -> projection m p q.
Proof.
  intros W P Q.
  assert (C : forall a, dot (below m) (fun i => a * e i) (fun i => a * e i) == a * a).
  { intros a. rewrite dot_scale, dot_comm, dot_scale, e_unit. ring. }
  assert (E : dot (below m) q q == capped w * capped w).
  { transitivity (- capped w * - capped w); [| ring]. rewrite <- (C (- capped w)).
    apply dot_same; intros i Hi; apply in_below in Hi; apply Q, Hi. }
  split.
  - split; [fra |]. rewrite E. pose proof (capped_range w W). apply square_at_most; tauto.
  - intros v V. pose proof (cauchy (below m) (fun i => - (1) * e i) v 1 1) as H.
    rewrite dot_scale in H. assert (L : - (1) * dot (below m) e v <= 1 * 1).
    { apply H; [| exact V]. split; [fra |]. rewrite C. fra. }
    assert (D : dot (below m) (fun i => p i - q i) (fun i => v i - q i) ==
      (capped w - w) * (dot (below m) e v + capped w * dot (below m) e e)).
    { rewrite (dot_same _ _ (fun i => (capped w - w) * e i) _ (fun i => v i - - capped w * e i)).
      - rewrite dot_scale, dot_minus_right, (dot_comm _ e (fun i => - capped w * e i)), dot_scale. ring.
      - intros i Hi. apply in_below in Hi. rewrite (P i Hi), (Q i Hi). ring.
      - intros i Hi. apply in_below in Hi. rewrite (Q i Hi). reflexivity. }
    rewrite D, e_unit. unfold capped in *. destruct (lt_le_dec 1 w) as [G | G].
    + assert (0 <= (w - 1) * (dot (below m) e v + 1)) by (apply mult_nonneg; fra). fra.
    + assert (Z : w - w == 0) by ring. rewrite Z. fra.
Qed.
End Ray.

Variables (m N : nat) (A : nat -> nat -> K) (lambda tau : K).

(** e has length 1, and y = c e. *)
Variables (e y : nat -> K) (c : K).
Hypothesis e_unit : dot (below m) e e == 1.
Hypothesis y_e : forall i, (i < m)%nat -> y i == c * e i.
Hypothesis c_nonneg : 0 <= c.
Hypothesis tau_positive : 0 < tau.

Lemma image_0 (x : nat -> K) i : (forall j, (j < N)%nat -> x j == 0) -> image N A x i == 0.
Proof. intros X. apply over_zero. intros j Hj. apply in_below in Hj. rewrite (X j Hj). ring. Qed.

(** |A^T e| <= lambda: then 0 is a minimiser, and a block from 0 stays there. *)
Hypothesis dual : forall j, (j < N)%nat -> fabs (over (below m) (fun i => A i j * e i)) <= lambda.

Lemma still theta p z0 Z : 0 <= theta -> (forall j, (j < N)%nat -> z0 j == 0) -> (forall j, (j < N)%nat -> Z j == 0) ->
  block m N A lambda tau tau theta p y z0 Z.
Proof.
  intros Th Z0 Z1. set (s := tau * (theta * c)).
  assert (Sn : 0 <= s) by (unfold s; repeat apply mult_nonneg; fra).
  exists (fun _ _ => 0), (fun k i => - capped (steps s k) * e i).
  split; [intros j Hj; rewrite (Z0 j Hj); ring |]. split; [split |].
  - intros i Hi. unfold capped. simpl. destruct (lt_le_dec _ _) as [L | L]; [exfalso; fra | ring].
  - intros k Hk. split.
    + intros j Hj. specialize (dual j Hj). set (a := over (below m) (fun i => A i j * e i)) in *.
      set (d := over (below m) (fun i => A i j * (- capped (steps s k) * e i))).
      assert (E : d == - capped (steps s k) * a).
      { unfold d, a. rewrite <- over_scale. apply over_same. intros. ring. }
      pose proof (capped_range _ (steps_nonneg s k Sn)) as R. set (t := capped (steps s k)) in *.
      assert (F : tau * d == - (tau * (t * a))) by (rewrite E; ring).
      assert (B : fabs (t * a) <= lambda).
      { rewrite abs_mult. assert (Ta : fabs t == t) by (pose proof (abs_spec t); fra). rewrite Ta.
        pose proof (abs_nonneg a). assert (0 <= (1 - t) * fabs a) by (apply mult_nonneg; fra). fra. }
      assert (B1 : t * a <= lambda /\ - lambda <= t * a) by (pose proof (abs_spec (t * a)); split; fra).
      assert (0 <= tau * (lambda - t * a)) by (apply mult_nonneg; fra).
      assert (0 <= tau * (t * a + lambda)) by (apply mult_nonneg; fra).
      unfold soft_threshold. destruct (lt_le_dec _ _) as [G | G]; [exfalso; fra |].
      destruct (lt_le_dec _ _) as [G' | G']; [exfalso; fra | reflexivity].
    + apply (ray m e e_unit (capped (steps s k) + s)).
      * pose proof (capped_range _ (steps_nonneg s k Sn)). fra.
      * intros i Hi. rewrite image_0 by (intros; ring). rewrite (y_e i Hi). unfold s. ring.
      * intros i Hi. rewrite capped_steps by (try apply steps_nonneg; exact Sn). reflexivity.
  - intros j Hj. rewrite (Z1 j Hj). unfold mean, fdiv. rewrite over_zero by reflexivity. ring.
Qed.

(** Restarts that stay at 0. *)
Lemma all_still width delta upsilon eps0 p n :
  (forall k, (k < n)%nat -> 0 <= theta width delta upsilon eps0 k) ->
  restarts m N A lambda width delta upsilon tau eps0 p y (fun _ _ => 0) n.
Proof.
  intros T. split; [intros; reflexivity |]. intros k Hk. apply still; [apply T, Hk | intros; reflexivity ..].
Qed.
End Still.

(** Where all is scaled to 0, all iterates are 0: for the scale 0 any vector at all is a result. *)
Section Scale.
Open Scope field_scope.
Context {K : ordered_field}.
Add Field K_f' : (K_field K) (morphism (of_Q_morph K), constants [f_cst], setoid (K_setoid K) (K_ext K)).

Lemma by_zero m N A (lambda tau theta : K) p y z0 Z : 0 <= tau * lambda ->
  (forall i, (i < m)%nat -> theta * y i == 0) ->
  (forall j, (j < N)%nat -> theta * z0 j == 0) -> (forall j, (j < N)%nat -> theta * Z j == 0) ->
  block m N A lambda tau tau theta p y z0 Z.
Proof.
  intros L Y Z0 Z1. exists (fun _ _ => 0), (fun _ _ => 0). split; [intros j Hj; rewrite (Z0 j Hj); reflexivity |].
  split; [split; [intros; reflexivity |] |].
  - intros k _. split.
    + intros j _. set (d := over (below m) (fun i => A i j * 0)).
      assert (D : d == 0) by (apply over_zero; intros; ring). assert (F : tau * d == 0) by (rewrite D; ring).
      unfold soft_threshold. destruct (lt_le_dec _ _) as [G | G]; [exfalso; fra |].
      destruct (lt_le_dec _ _) as [G' | G']; [exfalso; fra | reflexivity].
    + split; [apply norm_zero; fra |]. intros v _. unfold dot. rewrite over_zero; [apply le_refl |].
      intros i Hi. apply in_below in Hi.
      assert (I : image N A (fun j => $2 * 0 - 0) i == 0) by (apply over_zero; intros; ring).
      rewrite I, (Y i Hi). ring.
  - intros j Hj. rewrite (Z1 j Hj). unfold mean, fdiv. rewrite over_zero by reflexivity. ring.
Qed.
End Scale.
