(** * Mutants of what is decided by computing, of lengths and of balls *)

From Coq Require Import ZArith QArith Qabs List Lia Lqa PeanoNat.
From Barriers Require Import OrderedFields Archimedean Algorithms Computation Sums Lengths Distances.
From Mutants Require Import Verdicts Coordinates.
Import ListNotations.
Open Scope Q_scope.

Canonical Structure Q_field.

(** ** Readings *)

Definition half_dyadic n (j : Z) : dyadic n (inject_Z j * power (1 # 2) n) := ex_intro _ j (Qeq_refl _).
(** At an x, a level n and a reading j/2^n; one side of the mutant holds, the other does not. *)
Ltac refute_Algorithms_reading_decided m :=
  let computed := (vm_compute; first [reflexivity | discriminate]) in
  let at_ x n j :=
    (let v := eval vm_compute in (inject_Z j * power (1 # 2) n) in
     specialize (m x n v); let A := fresh in let B := fresh in let b := fresh in destruct m as [A B];
     first [ assert (b := B); clear A B; lazymatch type of b with ?L -> _ =>
               let l := fresh in assert (l : L) by (split; [exact (half_dyadic n j) | computed]); apply b in l;
                 absurd_by_computing l end
           | lazymatch type of A with ?R -> _ =>
               let r := fresh in assert (r : R) by computed; apply A in r; clear A B; destruct r as [_ r];
                 absurd_by_computing r end ]) in
  first [at_ 0 0%nat 0%Z | at_ 0 0%nat 1%Z | at_ 0 1%nat 1%Z | at_ 0 1%nat 2%Z].

Ltac refute_Distances_sup_ball_decided m :=
  specialize (m Q_field 0%nat (fun _ => 0) 0 (fun _ => 0));
  let h := fresh in assert (h : sup_ball (K := Q_field) 0 (fun _ => 0) 0 (fun _ => 0)) by (split;
    [discriminate | intros; lia]);
  apply m in h; absurd_by_computing h.

(** ** Balls: no point is nearer than at distance 0, and none is near a set without points *)

Ltac far m := let s := fresh in let N := fresh in destruct (m (1 # 2) eq_refl) as (s & ? & N);
  first [contradiction | destruct N as [N _]; absurd_by_computing N].
Ltac refute_Distances_accurate_lp_exact m :=
  let at_ a S := (specialize (m 1%nat 0%nat (le_n 1) a S (fun _ => 0)); met_by ltac:(fun _ => shown) m; far m) in
  first [at_ (-1 # 1) (fun _ : vector => True) | at_ 0 (fun _ : vector => False)].
Ltac refute_Distances_accurate_linf m :=
  let at_ a S := (specialize (m 0%nat a S (fun _ => 0)); met_by ltac:(fun _ => shown) m; far m) in
  first [at_ (-1 # 1) (fun _ : vector => True) | at_ 0 (fun _ : vector => False)].
(** Of "there are p and N": of all, by the theorem. *)
Ltac prove_Distances_accurate_lp_exact :=
  exists 1%nat, 0%nat, (le_n 1), 0, (fun _ => True), (fun _ => 0); intros A S;
  exact (accurate_lp_exact 1 0 (le_n 1) 0 (fun _ => True) (fun _ => 0) A S).

(** ** Lengths of vectors of one coordinate *)

Ltac refute_Lengths_norm_at_most_root m :=
  let at_ S x n r :=
    (specialize (m Q_field S (fun _ => x) n r); met_by ltac:(fun _ => shown) m; let A := fresh in let B := fresh in
     destruct m as [A B]; first [absurd_at A | absurd_at B]) in
  first [at_ [0%nat] 1 0 0 | at_ (@nil nat) 0 0 0 | at_ (@nil nat) 0 0 1 | at_ [0%nat] 1 (-1 # 1) (-1 # 1)].

(** |v| <= 0 only for v = 0, orthogonal to all. *)
Lemma zero_alone (v : nat -> Q) : norm_at_most (K := Q_field) [0%nat] v 0 -> dot (K := Q_field) [0%nat] (fun _ =>
  1) v <= 0.
Proof. intros [_ L]. cbn in *. change (v 0%nat * v 0%nat + 0 <= 0 * 0) in L. change (1 * v 0%nat + 0 <= 0). nra. Qed.
Ltac refute_Lengths_norm_dual m :=
  specialize (m Q_field [0%nat] (fun _ => 1) 0);
  first [ assert (m' := m zero_alone); absurd_at m'
        | lazymatch type of m with ?A -> _ =>
          let a := fresh in assert (a : A) by (exists (fun _ => 0); shown); specialize (m a);
            absurd_at m end | absurd_at m ].
Ltac prove_Lengths_norm_dual :=
  intros F S w a H; apply norm_dual; intros v V; apply H; apply (norm_le S v 1); [fra | exact V].
