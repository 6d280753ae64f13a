(** * Refutations of mutants of E1: blocks of iterations with at most one row and one column *)

From Coq Require Import ZArith QArith List Lia Lqa Permutation.
From Barriers Require Import OrderedFields LinearSystems Lengths Recovery RecoveryBlocks RecoveryRestarts.
From Mutants Require Import Verdicts RefuteRecovery.
Import ListNotations.

Canonical Structure Q_field.
Open Scope Q_scope.

(** ** Projections: for vectors with one entry the nearer end of [-1, 1] *)

Lemma projection_1 (w u : nat -> K) : (w O == u O /\ -1 # 1 <= u O <= 1 \/ 1 <= w O /\ u O == 1 \/ w O <= -1 # 1 /\ u O
  == -1 # 1)%Q ->
  projection (K := Q_field) 1 w u.
Proof.
  intros H. split.
  - split; [discriminate |]. change (u O * u O + 0 <= 1 * 1)%Q. nra.
  - intros v [_ V]. change (v O * v O + 0 <= 1 * 1)%Q in V. change ((w O - u O) * (v O - u O) + 0 <= 0)%Q.
    assert (B : (-1 # 1 <= v O <= 1)%Q) by (split; nra).
    destruct H as [[E _] | [[E F] | [E F]]]; [rewrite E; lra | rewrite F; nra | rewrite F; nra].
Qed.
Lemma projection_none (w u : nat -> K) : projection (K := Q_field) 0 w u.
Proof. split; [split; vm_compute; discriminate | intros v _; vm_compute; discriminate]. Qed.

Ltac projects :=
  lazymatch goal with
  | |- projection 0 _ _ => apply projection_none
  | |- projection _ _ _ =>
      apply projection_1; vm_compute;
      first [ left; repeat split; discriminate | right; left; repeat split; discriminate
            | right; right; repeat split; discriminate ]
  end.

(** tau_1 tau_2 |A|^2 <= 1 *)
Lemma no_rows N (A : nat -> nat -> K) (t : K) : forall x : nat -> K,
  (t * dot (K := K) (below 0) (image N A x) (image N A x) <= dot (K := K) (below N) x x)%F.
Proof.
  intros x. pose proof (dot_nonneg (K := K) (below N) x). change (dot (K := K) (below 0) (image N A x) (image N A x))
    with (@fzero K).
  fra.
Qed.
Lemma no_columns (A : nat -> nat -> K) (t : K) : forall x : nat -> K,
  (t * dot (K := K) (below 1) (image 0 A x) (image 0 A x) <= dot (K := K) (below 0) x x)%F.
Proof. intros x. change (t * (0 * 0 + 0) <= 0)%F. fra. Qed.
Lemma one_entry (A : nat -> nat -> K) (t : K) : (t * (A O O * A O O) <= 1)%Q -> forall x : nat -> K,
  (t * dot (K := K) (below 1) (image 1 A x) (image 1 A x) <= dot (K := K) (below 1) x x)%F.
Proof.
  intros H x. change (t * ((A O O * x O + 0) * (A O O * x O + 0) + 0) <= x O * x O + 0)%Q.
  assert (0 <= (1 - t * (A O O * A O O)) * (x O * x O))%Q by (apply Qmult_le_0_compat; nra). nra.
Qed.

(** ** What E1 assumes *)

Ltac each := let j := fresh in let b := fresh in intros j b; repeat (destruct j as [| j]; [try (exfalso;
  lia) | try (exfalso; lia)]).
Ltac met_E1 :=
  lazymatch goal with
  | |- projection _ _ _ => projects
  | |- iteration _ _ _ _ _ _ _ _ _ _ _ => split; [each; agrees | projects]
  | |- iterates _ _ _ _ _ _ _ _ _ _ => split; [each; agrees | each; (split; [each; agrees | projects])]
  | |- forall x, (_ * dot (below 0) _ _ <= _)%F => apply no_rows
  | |- forall x, (_ * dot _ (image 0 _ _) _ <= _)%F => apply no_columns
  | |- forall x, (_ * dot _ (image 1 _ _) _ <= _)%F => apply one_entry; vm_compute; discriminate
  | |- exists x : nat -> _, _ => exists zero; fact
  | |- _ => fact
  end.
Ltac falls_E1 m vs := falls_by ltac:(fun _ => met_E1) m vs.

(** ** The maps *)

Ltac refute_RecoveryBlocks_soft_threshold_inequality m :=
  let at_ c w t := falls m (K ;; c ;; w ;; t ;; tt) in
  first [at_ 0%Q 0%Q 0%Q | at_ 1%Q 2%Q (-3 # 1)%Q | at_ (-1 # 1)%Q 0%Q (-1 # 1)%Q].
Ltac refute_RecoveryBlocks_projection_unique m :=
  let at_ k w u u' := falls_E1 m (K ;; k ;; of [w] ;; of [u] ;; of [u'] ;; 0%nat ;; tt) in
  first [at_ 0%nat 0%Q 0%Q 1%Q | at_ 1%nat 0%Q 0%Q 1%Q | at_ 1%nat 0%Q 1%Q 0%Q].
Ltac refute_RecoveryBlocks_projection_formula m :=
  unfold projection in m;
  let at_ w n v := falls_E1 m (K ;; 1%nat ;; of [w] ;; n ;; of [v] ;; tt) in
  first [ at_ (3 # 2) (3 # 2) 0%Q | at_ (1 # 2) (1 # 2) (1 # 2) | at_ 2%Q 0%Q 0%Q | at_ 2%Q (-2 # 1) 0%Q].

(** ** One iteration *)

(** tau_1, tau_2, y, x, z, u, z', u', v: one row and no column; one column and no row; both, A = 2 *)
Ltac refute_RecoveryBlocks_E1_iteration m :=
  let rows tau2 y u u' v := falls_E1 m (K ;; 1%nat ;; 0%nat ;; empty ;; 0%Q ;; 1%Q ;; tau2 ;; of [y] ;; zero ;; zero ;;
    of [u] ;; zero ;; of [u'] ;; of [v] ;; tt) in
  let columns lambda tau1 x z z' := falls_E1 m (K ;; 0%nat ;; 1%nat ;; empty ;; lambda ;; tau1 ;; 1%Q ;; zero ;;
    of [x] ;;
    of [z] ;; zero ;; of [z'] ;; zero ;; zero ;; tt) in
  let both z u z' u' := falls_E1 m (K ;; 1%nat ;; 1%nat ;; matrix (K := K) [[2]] ;; 0%Q ;; 1%Q ;; 1%Q ;; zero ;; zero ;;
    of [z] ;; of [u] ;; of [z'] ;; of [u'] ;; zero ;; tt) in
  first
    [ rows 1%Q (-3 # 1) 0%Q 1%Q 2%Q | rows 1%Q (-1 # 4) 0%Q (1 # 4) 1%Q | rows 1%Q (-1 # 4) 0%Q (1 # 4) (-1 # 1)
    | columns 1%Q 0%Q 0%Q 1%Q 1%Q | rows 0%Q (-1 # 1) 0%Q 0%Q 1%Q | columns (-1 # 1) 1%Q (-1 # 1) 0%Q 1%Q
    | rows 1%Q 0%Q 0%Q 0%Q 0%Q | both 1%Q (1 # 2) 0%Q (-1 # 1) | rows 1%Q 0%Q 0%Q 1%Q 0%Q | rows 1%Q (-1 # 1) 0%Q 0%Q
      1%Q ].

(** ** A block *)

(** The iterates, by their first entries. *)
Definition path (l : list Q) (k : nat) : nat -> K := of [nth k l 0].

(** lambda, tau_1, tau_2, y, x, z^0, z^1, ..., u^0, u^1, ..., p, f: one column with one row, A = 1, or none *)
Definition unit_matrix : nat -> nat -> K := matrix (K := K) [[1]].
Ltac paths both columns :=
  first
    [ both (1 # 2) 1%Q 1%Q 1%Q 1%Q [1; 1 # 2] [0; -1 # 1] 1%nat (1 # 2)
    | both (1 # 2) 1%Q 0%Q 1%Q 1%Q [1; 1 # 2] [0; 0] 1%nat (1 # 2)
    | columns 1%Q 0%Q 10%Q 0%Q [1; 1] 1%nat 0%Q
    | both 0%Q 1%Q 1%Q 1%Q 1%Q [0; 0] [0; 0] 0%nat 0%Q
    | both (1 # 2) 4%Q 3%Q (-5 # 2) (-2 # 1) [-5 # 2; -1 # 2; -5 # 2] [0; 1; -1 # 1] 2%nat (3 # 2)
    | columns (-1 # 1) 1%Q 100%Q (-1 # 1) [-1 # 2; 1 # 2] 1%nat (-1 # 1)
    | columns 1%Q 1%Q 1%Q 0%Q [0; 100] 1%nat 0%Q
    | columns 1%Q 1%Q 1%Q 0%Q [0; 0] 1%nat (-100 # 1) ].
Ltac refute_RecoveryBlocks_E1_block m :=
  let both lambda tau1 tau2 y x z u p f := falls_E1 m (K ;; 1%nat ;; 1%nat ;; unit_matrix ;; lambda ;; tau1 ;; tau2 ;;
    of [y] ;;
    of [x] ;; path z ;; path u ;; p ;; f ;; tt) in
  let columns lambda tau1 tau2 x z p f := falls_E1 m (K ;; 0%nat ;; 1%nat ;; empty ;; lambda ;; tau1 ;; tau2 ;; zero ;;
    of [x] ;; path z ;; path [] ;; p ;; f ;; tt) in
  paths both columns.

(** The mean of z^1, ..., z^p. *)
Definition average (l : list Q) : Q := fold_right Qplus 0 (tl l) / inject_Z (Z.of_nat (length (tl l))).
Ltac met_block z u :=
  lazymatch goal with
  | |- block _ _ _ _ _ _ _ _ _ _ _ => exists (path z), (path u); split; [each; agrees | split; [met_E1 | each; agrees]]
  | |- _ => met_E1
  end.
Ltac refute_RecoveryRestarts_E1_scaled m :=
  let both_to theta lambda tau1 tau2 y x z u p f Z := falls_by ltac:(fun _ => met_block z u) m (K ;; 1%nat ;; 1%nat ;;
    unit_matrix ;; lambda ;; tau1 ;; tau2 ;; theta ;; p ;; of [y] ;;
    of [hd 0 z] ;; of [Z] ;; of [x] ;; f ;; tt) in
  let both lambda tau1 tau2 y x z u p f := both_to 1%Q lambda tau1 tau2 y x z u p f (average (firstn (S p) z)) in
  let columns lambda tau1 tau2 x z p f := falls_by ltac:(fun _ => met_block z (@nil Q)) m (K ;; 0%nat ;; 1%nat ;;
    empty ;; lambda ;; tau1 ;; tau2 ;; 1%Q ;; p ;; zero ;;
    of [hd 0 z] ;; of [average (firstn (S p) z)] ;; of [x] ;; f ;; tt) in
  first [ paths both columns | both_to 0%Q 1%Q 1%Q 1%Q 0%Q 0%Q [0; 0] [0; 0] 1%nat 0%Q 5%Q ].
