(** * What the checker calls a minimiser of a linear program is what the theorems about linear programs call one

    [Programs] has linear programs with bounds, min <c, x> s.t. Ax = b, l <= x <= u, on functions of indices.  The LP of
    [Duality], min <1, z> s.t. Az = y, z >= 0 on lists, is the one with c = 1, l = 0 and no upper bounds. *)

From Coq Require Import ZArith QArith List Lia PeanoNat Setoid.
From Barriers Require Import OrderedFields Archimedean Networks Duality DualityWords LinearSystems Programs.
Import ListNotations.
Open Scope field_scope.

Section Words.
Context {K : ordered_field}.
Local Notation "0" := (@fzero K) : field_scope.
Local Notation "1" := (@fone K) : field_scope.
Local Notation list_vector := (Networks.vector K).
Add Field K_f : (K_field K) (morphism (of_Q_morph K), constants [f_cst], setoid (K_setoid K) (K_ext K)).

(** ** Sums over indices and over lists *)

Lemma over_next (f : nat -> K) n : over (below (S n)) f == f O + over (below n) (fun j => f (S j)).
Proof.
  unfold below. cbn [seq over]. rewrite <- seq_shift. induction (seq 0 n) as [|i s IH]; cbn [map over]; [reflexivity|].
  assert (E : over (map S s) f == over s (fun j => f (S j))) by fra. rewrite E. reflexivity.
Qed.

Lemma over_dot (v w : list_vector) : length v = length w ->
  over (below (length v)) (fun j => entries v j * entries w j) == dot v w.
Proof.
  revert w. induction v as [|a v IH]; intros [|b w] L; try discriminate; [reflexivity|]. cbn [length dot].
  rewrite over_next. rewrite <- (IH w ltac:(simpl in L; lia)). reflexivity.
Qed.

Lemma over_total (v : list_vector) : over (below (length v)) (fun j => 1 * entries v j) == total v.
Proof.
  unfold total. induction v as [|a v IH]; [reflexivity|]. cbn [length fold_right]. rewrite over_next, <- IH.
  cbn [entries nth]. unfold entries. cbn [nth]. ring.
Qed.

(** ** The linear program *)

Variables (lam eta : K) (A : list list_vector) (y : list_vector).
Hypothesis rows : length y = length A.
Variable n : nat.
Hypothesis columns : Forall (fun r => length r = n) A.

(** c = 1, l = 0, no upper bounds. *)
Definition lower : nat -> option K := fun _ => Some 0.
Definition upper : nat -> option K := fun _ => None.
Definition ones : nat -> K := fun _ => 1.

Lemma rest_zero (z : list_vector) : length z = n ->
  Forall (fun a => a == 0) (rest A y z) <->
  forall a, (a < length A)%nat -> over (below n) (fun j => entries_of A a j * entries z j) == entries y a.
Proof.
  intros Lz. unfold rest, product, entries_of. revert y rows columns.
  induction A as [|r B IH]; intros [|b v] Lv F; try discriminate; [split; [intros _ a H; simpl in H; lia|constructor]|].
  inversion_clear F as [|? ? Lr F']. cbn [map difference]. specialize (IH v ltac:(simpl in Lv; lia) F').
  assert (D : over (below n) (fun j => entries r j * entries z j) == dot r z).
  { rewrite <- (over_dot r z) by congruence. rewrite Lr. reflexivity. }
  split.
  - intros H. inversion_clear H as [|? ? E G]. intros [|a] Ha; cbn [nth].
    + rewrite D. unfold entries. cbn [nth]. fra.
    + apply (proj1 IH G a). simpl in Ha. lia.
  - intros H. constructor.
    + specialize (H O ltac:(simpl; lia)). cbn [nth] in H. rewrite D in H. unfold entries in H. cbn [nth] in H. fra.
    + apply IH. intros a Ha. apply (H (S a)). simpl. lia.
Qed.

Lemma feasible_is (z : list_vector) : length z = n ->
  feasible (length A) n lower upper (entries_of A) (entries y) (entries z) <->
  Forall (fun a => a == 0) (rest A y z) /\ Forall (fun a => 0 <= a) z.
Proof.
  intros Lz. unfold feasible. rewrite <- (rest_zero z Lz).
  assert (P : (forall j, (j < n)%nat -> at_least (lower j) (entries z j) /\ at_most (upper j) (entries z j)) <->
    Forall (fun a => 0 <= a) z).
  { unfold at_least, at_most, lower, upper, entries. rewrite <- Lz. clear. split.
    - intros H. apply Forall_forall. intros a Ha. destruct (In_nth z a 0 Ha) as (j & Hj & <-). apply (H j Hj).
    - intros H j Hj. split; [|exact I]. rewrite Forall_forall in H. apply H, nth_In, Hj. }
  rewrite P. reflexivity.
Qed.

Lemma program_costs (z : list_vector) s : length z = n -> costs Duality.LP lam eta A y z s <->
  feasible (length A) n lower upper (entries_of A) (entries y) (entries z) /\ objective n ones (entries z) <= s.
Proof.
  intros Lz. rewrite (feasible_is z Lz). unfold costs, objective.
  assert (T : over (below n) (fun j => ones j * entries z j) == total z) by (rewrite <- Lz; apply over_total).
  rewrite T. tauto.
Qed.

(** Only the first n entries matter. *)
Lemma over_listed (f x : nat -> K) :
  over (below n) (fun j => f j * entries (listed n x) j) == over (below n) (fun j => f j * x j).
Proof. apply over_same. intros j Hj. apply in_below in Hj. rewrite (listed_entries n x j Hj). reflexivity. Qed.

Lemma program_listed x : feasible (length A) n lower upper (entries_of A) (entries y) x ->
  feasible (length A) n lower upper (entries_of A) (entries y) (entries (listed n x)).
Proof.
  intros [R B]. split.
  - intros a Ha. rewrite over_listed. apply R, Ha.
  - intros j Hj. destruct (B j Hj) as [L _]. split; [|exact I]. unfold at_least, lower in *.
    rewrite (listed_entries n x j Hj). exact L.
Qed.

Lemma length_listed (x : nat -> K) : length (listed n x) = n.
Proof. unfold listed. rewrite map_length. apply seq_length. Qed.

Theorem minimises_is_optimal : forall x : list_vector, length x = n -> minimises Duality.LP lam eta A y x ->
  optimal (length A) n lower upper (entries_of A) (entries y) ones (entries x).
Proof.
  intros x Lx [[s C] M]. apply (program_costs x s Lx) in C. split; [apply C|]. intros x' F.
  pose proof (length_listed x') as L. assert (E : objective n ones (entries (listed n x')) == objective n ones x')
    by apply over_listed.
  rewrite <- E. apply (program_costs x _ Lx), (M (listed n x')); [congruence|]. apply (program_costs _ _ L).
  split; [apply program_listed, F | apply le_refl].
Qed.

(** The only one in lists is the only one. *)
Theorem only_minimiser_is_only_optimal : forall x : list_vector, length x = n ->
  only_minimiser Duality.LP lam eta A y x ->
  forall x', optimal (length A) n lower upper (entries_of A) (entries y) ones x' ->
  forall j, (j < n)%nat -> x' j == entries x j.
Proof.
  intros x Lx Only x' [F M] j Hj. pose proof (length_listed x') as L.
  assert (S : same (listed n x') x).
  { apply Only; [congruence|]. intros s C. apply (program_costs x s Lx) in C. apply (program_costs _ s L).
    split; [apply program_listed, F|]. assert (E : objective n ones (entries (listed n x')) == objective n ones x')
      by apply over_listed.
    rewrite E. destruct C as [Fx Sx]. apply (le_trans _ _ _ (M (entries x) Fx) Sx). }
  rewrite <- (listed_entries n x' j Hj). unfold entries. clear - S. revert j.
  induction S as [|a b v w E S IH]; intros [|j]; try reflexivity; [exact E|apply IH].
Qed.
End Words.
