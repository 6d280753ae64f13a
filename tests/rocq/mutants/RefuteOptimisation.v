(** * Mutants of C0: a further column as large as the first two, no regularisation, matrices that lengthen or kill *)

From Coq Require Import ZArith QArith Qabs List Lia Lqa PeanoNat.
From Barriers Require Import OrderedFields Archimedean Sums Optimisation.
From Mutants Require Import Verdicts Coordinates.
Import ListNotations.
Open Scope Q_scope.

Canonical Structure Q_field.

(** ** C0 *)

Definition ones (_ : nat) : Q := 1.
Definition none (_ : nat) : Q := 0.
(** Further entries 1, but the first. *)
Definition further (j : nat) : Q := match j with O => 0 | S _ => 1 end.
(** The third unit vector. *)
Definition third (j : nat) : Q := match j with 2%nat => 1 | _ => 0 end.

(** Where the further column has the largest entry too, the third unit vector is a minimiser. *)
Lemma third_minimises (alpha beta : Q) : 0 <= alpha <= 1 -> 0 <= beta <= 1 ->
  minimiser (P3 (1 # 2)) 1 3 (family_matrix alpha beta ones further 1) e1 third.
Proof.
  intros A B.
  assert (row : forall j, (j < 3)%nat -> 0 <= family_matrix alpha beta ones further 1 0 j <= 1).
  { intros [| [| [| j]]] H; [exact A | exact B | split; vm_compute; discriminate | lia]. }
  assert (S : solution (K := Q_field) 3 (family_matrix alpha beta ones further 1) 1 (P3 (1 # 2)) third).
  { split; [| reflexivity]. intros [| [| [| j]]] H; [split; [discriminate | reflexivity].. | | lia].
    split; [discriminate | vm_compute; discriminate]. }
  apply (minimiser_solution (K := Q_field) 0 3 _ 1 (P3 (1 # 2)) row ltac:(intros; lia) ltac:(split;
    reflexivity) third S).
  exact S.
Qed.

(** Without regularisation what solves the equation is a minimiser. *)
Lemma free_minimises (alpha beta u v : Q) : alpha * u + beta * v == 1 ->
  minimiser (P3 0) 1 2 (family_matrix alpha beta ones none 1) e1 (pair u v).
Proof.
  intros E. set (A := family_matrix alpha beta ones none 1).
  assert (Z : square 1 (residual 2 A e1 (pair u v)) == 0).
  { unfold square, residual, times, A. cbn. nra. }
  assert (O : forall w : Q, 0 <= w -> objective (P3 0) 1 2 A e1 (pair u v) w).
  { intros w W. exists 0. split; [discriminate |]. split.
    - cbv beta. change (square 1 (residual 2 A e1 (pair u v)) <= 0 * 0). rewrite Z. discriminate.
    - change (0 * l1 2 (pair u v) + 0 <= w). lra. }
  split; [exists 0; apply O; discriminate |]. intros x' w (s & S & _ & W). apply O.
  change (0 * l1 2 x' + s <= w) in W. change (0 <= s) in S. lra.
Qed.

(** Where 0 is allowed it is the shortest. *)
Lemma length_nonneg n (z : nat -> Q) : 0 <= l1 n z.
Proof.
  induction n as [| n IH]; [discriminate |]. pose proof (abs_nonneg (K := Q_field) (z n)) as P.
  change (0 <= fabs (z n)) in P. change (0 <= l1 n z + fabs (z n)). lra.
Qed.
Lemma length_zero n : l1 (K := Q_field) n (fun _ => 0) == 0.
Proof. induction n as [| n IH]; [reflexivity |]. change (l1 (K := Q_field) n (fun _ => 0) + 0 == 0). lra. Qed.
Lemma zero_minimises (eta : Q) k n A (y x : nat -> Q) : (forall j, x j = 0) ->
  square k (residual n A y x) <= eta * eta -> minimiser (P1 eta) k n A y x.
Proof.
  intros X L. assert (E : l1 n x == 0).
  { rewrite <- (length_zero n). apply (sum_same (K := Q_field)). intros j _. rewrite X. reflexivity. }
  split; [exists (l1 n x); split; [exact L | apply Qle_refl] |].
  intros z v [_ B]. split; [exact L |]. change (l1 n x <= v). change (l1 n z <= v) in B.
  pose proof (length_nonneg n z). lra.
Qed.

(** C0's minimisers for alpha, beta = 0 or 1. *)
Lemma first_minimises g : (forall j, 0 <= g j < 1) ->
  minimiser (P3 (1 # 2)) 1 2 (family_matrix 1 0 ones g 1) e1 (pair 1 0).
Proof. intros G. apply (C0_first (K := Q_field) (P3 (1 # 2)) ones g 0 0 1 0); [shown | shown | exact G | shown]. Qed.
Lemma second_minimises g : (forall j, 0 <= g j < 1) ->
  minimiser (P3 (1 # 2)) 1 2 (family_matrix 0 1 ones g 1) e1 (pair 0 1).
Proof. intros G. apply (C0_second (K := Q_field) (P3 (1 # 2)) ones g 0 0 0 1); [shown | shown | exact G | shown]. Qed.
Lemma between_minimises (u v : Q) : 0 <= u -> 0 <= v -> u + v == 1 ->
  minimiser (P3 (1 # 2)) 1 2 (family_matrix 1 1 ones none 1) e1 (pair u v).
Proof.
  intros U V E. apply (C0_equal (K := Q_field) (P3 (1 # 2)) ones none 0 0 1); [shown | shown |].
  exists u, v. split; [intros j _; reflexivity |]. repeat split; assumption.
Qed.

Ltac refute_Optimisation_C0_first m :=
  let at_ p g n alpha beta x := (specialize (m Q_field p ones g 0%nat n alpha beta x);
    met_by ltac:(fun _ => shown) m) in
  first
    [ at_ (@P3 Q_field (1 # 2)) none 0%nat 1 0 (@pair Q_field 1 0); contrary m (first_minimises none ltac:(shown))
    | at_ (@P3 Q_field (1 # 2)) none 0%nat 1 1 (@pair Q_field 0 1);
      contrary m (between_minimises 0 1 ltac:(shown) ltac:(shown) ltac:(shown))
    | at_ (@P3 Q_field (1 # 2)) further 1%nat 1 0 third; contrary m (third_minimises 1 0 ltac:(shown) ltac:(shown))
    | at_ (@P3 Q_field 0) none 0%nat 1 0 (@pair Q_field 1 5); contrary m (free_minimises 1 0 1 5 ltac:(shown)) ].
Ltac refute_Optimisation_C0_second m :=
  let at_ p g n alpha beta x := (specialize (m Q_field p ones g 0%nat n alpha beta x);
    met_by ltac:(fun _ => shown) m) in
  first
    [ at_ (@P3 Q_field (1 # 2)) none 0%nat 0 1 (@pair Q_field 0 1); contrary m (second_minimises none ltac:(shown))
    | at_ (@P3 Q_field (1 # 2)) none 0%nat 1 1 (@pair Q_field 1 0);
      contrary m (between_minimises 1 0 ltac:(shown) ltac:(shown) ltac:(shown))
    | at_ (@P3 Q_field (1 # 2)) further 1%nat 0 1 third; contrary m (third_minimises 0 1 ltac:(shown) ltac:(shown))
    | at_ (@P3 Q_field 0) none 0%nat 0 1 (@pair Q_field 5 1); contrary m (free_minimises 0 1 5 1 ltac:(shown)) ].
Ltac refute_Optimisation_C0_equal m :=
  let at_ p g n alpha x := (specialize (m Q_field p ones g 0%nat n alpha x); met_by ltac:(fun _ => shown) m) in
  first
    [ at_ (@P3 Q_field (1 # 2)) none 0%nat 1 (@pair Q_field 0 1);
      contrary m (between_minimises 0 1 ltac:(shown) ltac:(shown) ltac:(shown))
    | at_ (@P3 Q_field (1 # 2)) none 0%nat 1 (@pair Q_field 1 0);
      contrary m (between_minimises 1 0 ltac:(shown) ltac:(shown) ltac:(shown))
    | at_ (@P3 Q_field (1 # 2)) none 0%nat 1 (@pair Q_field 0 1);
      let h := fresh in let h' := fresh in
      pose proof (between_minimises 0 1 ltac:(shown) ltac:(shown) ltac:(shown)) as h;
        pose proof (proj1 m h 5 5) as h'; absurd_at h'
    | (* 0 is none of them *)
      at_ (@P3 Q_field (1 # 2)) none 0%nat 1 (@pair Q_field 0 0);
      let h := fresh in assert (h : exists u v : Q, equal 2 (@pair Q_field 0 0) (@pair Q_field u v) /\ 0 <= u /\ 0 <=
        v /\ u + v <= 1)
        by (exists 0, 0; shown);
      apply m in h; apply (C0_equal (K := Q_field) (@P3 Q_field (1 # 2)) ones none 0 0 1) in h; [| shown | shown];
      let u := fresh "u" in let v := fresh "v" in destruct h as (u & v & E & _ & _ & S);
      pose proof (E 0%nat ltac:(lia)); pose proof (E 1%nat ltac:(lia)); cbn in *; lra
    | at_ (@P3 Q_field (1 # 2)) further 1%nat 1 third; contrary m (third_minimises 1 1 ltac:(shown) ltac:(shown))
    | at_ (@P3 Q_field 0) none 0%nat 1 (@pair Q_field 2 (-1)); contrary m (free_minimises 1 1 2 (-1) ltac:(shown)) ].

(** ** Rotations: 0 is allowed, and so a minimiser, of the system or of what the matrix made of it *)

Definition vanishing (_ _ : nat) : Q := 0.
Definition first_row (i _ : nat) : Q := match i with O => 1 | S _ => 0 end.
(** The columns are orthogonal, of length sqrt 2. *)
Definition stretching (i j : nat) : Q := match i, j with 1%nat, 1%nat => -1 | _, _ => 1 end.
Definition difference (i : nat) : Q := match i with O => 1 | 1%nat => -1 | _ => 0 end.

Ltac refute_Optimisation_C0_invariant m :=
  let at_ k q eta y :=
    (specialize (m Q_field k 1%nat q); met_by ltac:(fun _ => shown) m;
     specialize (m (P1 eta) (fun i _ => y i) y (fun _ => 0))) in
  first
    [ at_ 1%nat vanishing 0 (@e1 Q_field);
      contrary m (zero_minimises 0 1 1 (rotate_matrix 1 vanishing (fun i _ => e1 i)) (times 1 vanishing e1) (fun _ => 0)
        ltac:(reflexivity) ltac:(shown))
    | at_ 2%nat first_row 0 difference;
      contrary m (zero_minimises 0 2 1 (rotate_matrix 2 first_row (fun i _ =>
        difference i)) (times 2 first_row difference)
        (fun _ => 0) ltac:(reflexivity) ltac:(shown))
    | at_ 2%nat stretching 1 (@e1 Q_field);
      contrary m (zero_minimises 1 2 1 (fun i _ => e1 i) e1 (fun _ => 0) ltac:(reflexivity) ltac:(shown)) ].
(** Of "there is a problem": of all, by the theorem. *)
Ltac prove_Optimisation_C0_invariant :=
  intros F k n q O; exists (P1 fzero), (fun _ _ => fzero), (fun _ => fzero), (fun _ => fzero); apply C0_invariant;
    exact O.

(** ** What computes *)

Ltac refute_Optimisation_minimiser_decided m :=
  let at_ p alpha beta g n x :=
    (specialize (m Q_field p alpha beta ones g 0%nat n x); cbv zeta in m; met_by ltac:(fun _ => shown) m) in
  (* an entry of -5 is better used than one of 1 *)
  let beaten m x :=
    (let B := fresh in destruct (proj1 m ltac:(vm_compute; reflexivity)) as [_ B]; specialize (B x (1 # 10));
     let s := fresh "s" in let L := fresh in destruct B as (s & ? & ? & L);
     [exists 0; shown | change ((1 # 2) * 1 + s <= 1 # 10) in L; cbn in *; lra]) in
  let no h := (let b := fresh in pose proof (proj2 m h) as b; vm_compute in b; discriminate b) in
  first
    [ at_ (@P3 Q_field (1 # 2)) 1 0 none 0%nat (@pair Q_field 1 0);
      let b := fresh in pose proof (proj2 m (first_minimises none ltac:(shown))) as b; absurd_by_computing b
    | at_ (@P3 Q_field (1 # 2)) 1 0 further 1%nat third; no (third_minimises 1 0 ltac:(shown) ltac:(shown))
    | at_ (@P3 Q_field 0) 1 0 none 0%nat (@pair Q_field 1 5); no (free_minimises 1 0 1 5 ltac:(shown))
    | at_ (@P3 Q_field (1 # 2)) (-5 # 1) 1 none 0%nat (@pair Q_field 0 1); beaten m (@pair Q_field (-1 # 5) 0)
    | at_ (@P3 Q_field (1 # 2)) 1 (-5 # 1) none 0%nat (@pair Q_field 1 0); beaten m (@pair Q_field 0 (-1 # 5)) ].
