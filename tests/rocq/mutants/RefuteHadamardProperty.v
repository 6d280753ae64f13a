(** * Refutations of mutants of E3's matrix as a whole: k = 4, s = 9, delta = 9/16, over Q (sqrt 7)

    Then v = 5/4 and w = 5/16 sqrt 7.  A null space property fails of a matrix with a column 0, with a column twice, or
    with one that is short, and if rho/root is too small for a vector of the kernel. *)

From Coq Require Import ZArith QArith List Lia Permutation.
From Barriers Require Import OrderedFields LinearSystems Lengths Recovery Isometries Hadamard.
From Mutants Require Import Verdicts StrongerHadamard StrongerHadamardNorm RootField.
Import ListNotations.
Open Scope field_scope.

Section Property.
Context {K : ordered_field}.
Add Field K_f : (K_field K) (morphism (of_Q_morph K), constants [f_cst], setoid (K_setoid K) (K_ext K)).
Variables (M N : nat) (A : nat -> nat -> K) (s : nat) (root rho gamma : K).
Hypothesis property : null_space_property M N A s root rho gamma.

Lemma parts_of S : NoDup S -> (forall j, In j S -> (j < N)%nat) ->
  exists T, parts N S T /\ forall j, In j T -> (j < N)%nat /\ ~ In j S.
Proof.
  intros D B. set (T := filter (fun j => if in_dec Nat.eq_dec j S then false else true) (below N)).
  assert (Off : forall j, In j T <-> (j < N)%nat /\ ~ In j S).
  { intros j. unfold T. rewrite filter_In, in_below. destruct (in_dec Nat.eq_dec j S); intuition congruence. }
  exists T. split; [| intros j Hj; apply Off, Hj]. apply NoDup_Permutation; [| apply below_distinct |].
  - apply distinct_app. split; [exact D |]. split; [apply NoDup_filter, below_distinct |]. intros j I J.
  apply Off in J. tauto.
  - intros j. rewrite in_app_iff, Off, in_below. split; [intros [H | H]; [apply B, H | apply H] |].
    intros H. destruct (in_dec Nat.eq_dec j S); auto.
Qed.

(** One column, of length r at most. *)
Lemma one_column a r : (a < N)%nat -> (1 <= s)%nat -> 0 <= r ->
  dot (below M) (fun i => A i a) (fun i => A i a) <= r * r -> 0 <= gamma * r /\ 1 <= gamma * r * (gamma * r).
Proof.
  intros L S1 R H. destruct (parts_of [a]) as (T & P & Off).
  { constructor; [intros [] | constructor]. } { intros j [<- | []]. exact L. }
  set (x := fun j => unit_entry (K := K) a j).
  assert (I : forall i, image N A x i == A i a).
  { intros i. unfold image, x. rewrite (over_same _ _ (fun j => unit_entry a j * A i j)) by (intros; ring).
    apply over_pick; [apply below_distinct | apply in_below, L]. }
  destruct (property x [a] T r P ltac:(simpl; lia)) as [X0 X].
  { split; [exact R |]. rewrite (dot_same _ _ (fun i => A i a) _ (fun i => A i a)); [exact H | |]; intros; apply I. }
  assert (Z : norm1 T x == 0).
  { apply over_zero. intros j Hj. apply Off in Hj as [_ Hj]. unfold x, unit_entry.
  destruct (Nat.eqb_spec a j); [subst; exfalso; apply Hj; left; reflexivity |].
    pose proof (abs_spec (0 : K)). fra. }
  assert (E : rho / root * norm1 T x + gamma * r == gamma * r) by (rewrite Z; ring). rewrite E in X0, X.
  assert (D : dot [a] x x == 1) by (unfold dot, x, unit_entry; simpl; rewrite Nat.eqb_refl; ring). rewrite D in X.
  split; assumption.
Qed.

Lemma zero_column a : (a < N)%nat -> (1 <= s)%nat -> (forall i, (i < M)%nat -> A i a == 0) -> False.
Proof.
  intros L S1 Z. destruct (one_column a 0 L S1 ltac:(fra)) as [_ X]; [| fra].
  assert (E : dot (below M) (fun i => A i a) (fun i => A i a) == 0).
  { apply over_zero. intros i Hi. apply in_below in Hi. rewrite (Z i Hi). ring. }
  rewrite E. fra.
Qed.

(** A column twice. *)
Lemma same_columns a b : (a < N)%nat -> (b < N)%nat -> a <> b -> (2 <= s)%nat -> (forall i, A i a == A i b) -> False.
Proof.
  intros La Lb D S2 E. destruct (parts_of [a; b]) as (T & P & Off).
  { constructor; [intros [H | []]; congruence | constructor; [intros [] | constructor]]. }
  { intros j [<- | [<- | []]]; assumption. }
  set (x := fun j => unit_entry (K := K) a j - unit_entry b j).
  assert (I : forall i, image N A x i == 0).
  { intros i. transitivity (A i a - A i b); [| rewrite (E i); ring]. unfold image, x.
    rewrite (over_same _ _ (fun j => unit_entry a j * A i j - unit_entry b j * A i j)) by (intros; ring).
    rewrite over_minus, !over_pick by (apply below_distinct || apply in_below; assumption). reflexivity. }
  destruct (property x [a; b] T 0 P ltac:(simpl; lia)) as [_ X].
  { split; [fra |]. assert (Z : dot (below M) (image N A x) (image N A x) == 0) by (apply over_zero; intros;
    rewrite I; ring).
    rewrite Z. fra. }
  assert (Z : norm1 T x == 0).
  { apply over_zero. intros j Hj. apply Off in Hj as [_ Hj]. assert (X0 : x j == 0).
    { unfold x, unit_entry. destruct (Nat.eqb_spec a j), (Nat.eqb_spec b j); try (subst; exfalso; apply Hj; simpl;
      tauto). ring. }
    rewrite X0. pose proof (abs_spec (0 : K)). fra. }
  assert (Y : rho / root * norm1 T x + gamma * 0 == 0) by (rewrite Z; ring). rewrite Y in X.
  assert (Dd : dot [a; b] x x == $2).
  { unfold dot, x, unit_entry. cbn [over]. rewrite !Nat.eqb_refl.
  destruct (Nat.eqb_spec a b), (Nat.eqb_spec b a); try congruence. ring. }
  rewrite Dd in X. fra.
Qed.
End Property.

Section Bases.
Context {K : ordered_field}.
Add Field K_f2 : (K_field K) (morphism (of_Q_morph K), constants [f_cst], setoid (K_setoid K) (K_ext K)).
Variables (s : nat) (root rho gamma : K).

(** H repeats itself to the right. *)
Lemma repeated M N m0 n (h : K) : (m0 + 2 ^ n < N)%nat -> (2 <= s)%nat ->
  ~ null_space_property M N (two_bases m0 n h) s root rho gamma.
Proof.
  intros L S2 P. pose proof (at_least_1 2 n ltac:(lia)). apply (same_columns _ _ _ _ _ _ _ P m0 (m0 + 2 ^ n)); try lia.
  intros i. unfold two_bases. destruct (Nat.ltb_spec m0 m0), (Nat.ltb_spec (m0 + 2 ^ n) m0); try lia.
  replace (m0 + 2 ^ n - m0)%nat with (0 + 2 ^ n * 1)%nat by lia.
  rewrite Nat.sub_diag, (hadamard_symmetric n i (0 + 2 ^ n * 1)), (repeats 0).
  rewrite (hadamard_symmetric n 0 i). reflexivity.
Qed.

(** A unit column with its 1 below the last row. *)
Lemma unit_below a M N m0 n (h : K) : (a < N)%nat -> (M <= a < m0)%nat -> (1 <= s)%nat ->
  ~ null_space_property M N (two_bases m0 n h) s root rho gamma.
Proof.
  intros L B S1 P. apply (zero_column _ _ _ _ _ _ _ P a L S1). intros i Hi. unfold two_bases, unit_entry.
  destruct (Nat.ltb_spec a m0); [| lia]. destruct (Nat.eqb_spec i a); [lia | reflexivity].
Qed.

(** Column m, of the length h sqrt m, and column 0. *)
Lemma column_m M N m n (h r : K) : (m < N)%nat -> (1 <= s)%nat -> 0 <= r -> number M * (h * h) <= r * r ->
  null_space_property M N (two_bases m n h) s root rho gamma -> 1 <= gamma * r * (gamma * r).
Proof.
  intros L S1 R H P. apply (one_column _ _ _ _ _ _ _ P m r L S1 R).
  rewrite (dot_same _ _ (fun _ => h) _ (fun _ => h)).
  - unfold dot. rewrite over_constant, below_length. exact H.
  - intros i _. unfold two_bases. destruct (Nat.ltb_spec m m); [lia |]. rewrite Nat.sub_diag, column_0. ring.
  - intros i _. unfold two_bases. destruct (Nat.ltb_spec m m); [lia |]. rewrite Nat.sub_diag, column_0. ring.
Qed.
End Bases.

(** The kernel: -2^-k for each of the first m entries, and 1. *)
Section Kernel.
Context {K : ordered_field}.
Add Field K_f3 : (K_field K) (morphism (of_Q_morph K), constants [f_cst], setoid (K_setoid K) (K_ext K)).
Variables (k s : nat) (root rho gamma : K).
Let m := (2 ^ (2 * k))%nat.
Let h : K := / number (2 ^ k).

Lemma kernel : (1 <= s)%nat -> null_space_property m (2 * m) (two_bases m (2 * k) h) s root rho gamma ->
  0 <= rho / root * (number m * h) /\ 1 <= rho / root * (number m * h) * (rho / root * (number m * h)).
Proof.
  intros S1 Pr. assert (M : (1 <= m)%nat) by apply (m_positive k). pose proof (h_positive (K := K) k) as H0.
  fold h in H0.
  destruct (parts_of (2 * m) [m]) as (T & P & _).
  { constructor; [intros [] | constructor]. } { intros j [<- | []]. lia. }
  set (x := halves k (fun _ => - h) (fun j => unit_entry (K := K) j 0)).
  assert (I : forall i, (i < m)%nat -> image (2 * m) (two_bases m (2 * k) h) x i == 0).
  { intros i Hi. pose proof (image_halves k (2 * k) h (fun _ => - h) (fun j => unit_entry (K := K) j 0) i) as E.
  fold m x in E.
    rewrite E. destruct (Nat.ltb_spec i m); [| lia].
    rewrite (over_same _ _ (fun j => unit_entry (K := K) 0 j * hadamard (2 * k) i j)).
    - rewrite over_pick by (apply below_distinct || apply in_below; lia). rewrite column_0. ring.
    - intros j _. unfold unit_entry. rewrite (Nat.eqb_sym j 0). ring. }
  destruct (Pr x [m] T 0 P ltac:(simpl; lia)) as [X0 X].
  { split; [fra |]. assert (Z : dot (below m) (image (2 * m) (two_bases m (2 * k) h) x) (image (2 * m)
    (two_bases m (2 * k) h) x) == 0).
    { apply over_zero. intros i Hi. apply in_below in Hi. rewrite (I i Hi). ring. }
    rewrite Z. fra. }
  assert (Xm : x m == 1).
  { unfold x, halves, unit_entry. fold m. destruct (Nat.ltb_spec m m); [lia |]. rewrite Nat.sub_diag. reflexivity. }
  assert (A1 : fabs (1 : K) == 1) by (pose proof (abs_spec (1 : K)); fra).
  assert (A0 : fabs (0 : K) == 0) by (pose proof (abs_spec (0 : K)); fra).
  assert (Ah : fabs (- h) == h) by (pose proof (abs_spec (- h)); fra).
  assert (Nt : norm1 T x == number m * h).
  { pose proof (parts_over (2 * m) [m] T (fun j => fabs (x j)) P) as E. cbn [over] in E. rewrite Xm, A1 in E.
    pose proof (over_halves k (fun j => fabs (x j))) as G. fold m in G.
    assert (G1 : over (below m) (fun j => fabs (x j)) == number m * h).
    { rewrite (over_same _ _ (fun _ => h)); [rewrite over_constant, below_length; reflexivity |].
      intros j Hj. apply in_below in Hj. unfold x, halves. fold m. destruct (Nat.ltb_spec j m); [exact Ah | lia]. }
    assert (G2 : over (below m) (fun j => fabs (x (m + j)%nat)) == 1).
    { rewrite (over_same _ _ (fun j => unit_entry (K := K) 0 j * 1)).
      - apply (over_pick (below m) (fun _ => 1)); [apply below_distinct | apply in_below; lia].
      - intros j _. unfold x, halves. fold m. destruct (Nat.ltb_spec (m + j) m); [lia |].
      replace (m + j - m)%nat with j by lia.
        unfold unit_entry. rewrite (Nat.eqb_sym j 0). destruct (0 =? j)%nat; [rewrite A1 | rewrite A0]; ring. }
    unfold norm1. rewrite G1, G2 in G. fra. }
  assert (D : dot [m] x x == 1) by (unfold dot; cbn [over]; rewrite Xm; ring).
  assert (E : rho / root * norm1 T x + gamma * 0 == rho / root * (number m * h)) by (rewrite Nt; ring).
  rewrite E in X0, X. rewrite D in X. split; assumption.
Qed.
End Kernel.

(** ** The instance *)

Definition F : ordered_field := root_7.
Definition number_of (q : Q) : F := (q, 0%Q).
Definition times_root (q : Q) : F := (0%Q, q).

Ltac holds_at :=
  lazymatch goal with
  | |- (?a < ?b)%nat => exact (proj1 (Nat.ltb_lt a b) eq_refl)
  | |- flt _ _ => apply lt_computes; vm_compute; reflexivity
  | |- fleq _ _ => apply le_computes; vm_compute; reflexivity
  | |- feq _ _ => vm_compute; split; reflexivity
  end.
Ltac below_at := first [apply Nat.ltb_lt; vm_compute; reflexivity | apply Nat.leb_le; vm_compute; reflexivity].
Ltac columns_fail a b c p :=
  first
    [ solve [apply (not_lt _ _ a); vm_compute; reflexivity] | solve [apply (not_lt _ _ b); vm_compute; reflexivity]
    | solve [apply (not_lt _ _ c); vm_compute; reflexivity]
    | apply (column_m _ _ _ _ _ _ _ _ _ (number_of (16 # 81))) in p;
      [ solve [apply (not_le _ _ p); vm_compute; reflexivity] | below_at | below_at | holds_at | holds_at ]
    | apply (column_m _ _ _ _ _ _ _ _ _ (number_of 1)) in p;
      [ solve [apply (not_le _ _ p); vm_compute; reflexivity] | below_at | below_at | holds_at | holds_at ]
    | revert p; solve [apply (unit_below _ _ _ _ 16); first [below_at | split; below_at]]
    | revert p; solve [apply (unit_below _ _ _ _ 256); first [below_at | split; below_at]]
    | revert p; solve [apply repeated; below_at] ].
Ltac kernel_fails a b c p :=
  apply kernel in p; [| below_at]; let q := fresh in destruct p as [q p];
  first [ solve [apply (not_le _ _ q); vm_compute; reflexivity] | solve [apply (not_le _ _ p); vm_compute;
    reflexivity] ].
Ltac fails_at root w v refuted m :=
  specialize (m F 4%nat 9%nat root w v); cbv zeta in m;
  repeat match type of m with ?A -> _ => let a := fresh in assert (a : A) by holds_at; specialize (m a); clear a end;
  lazymatch type of m with _ /\ _ => idtac end;
  let a := fresh in let b := fresh in let c := fresh in let p := fresh in destruct m as [[[a b] c] p];
  refuted a b c p.
Ltac refute_property m :=
  first
    [ fails_at (number_of (-3)) (times_root (5 # 16)) (number_of (5 # 4)) kernel_fails m
    | fails_at (number_of 1000) (times_root (5 # 16)) (number_of (5 # 4)) kernel_fails m
    | fails_at (number_of 3) (times_root (5 # 16)) (number_of (1 # 1000)) columns_fail m
    | fails_at (number_of 3) (times_root (5 # 16)) (number_of (5 # 4)) columns_fail m
    | fails_at (number_of 3) (times_root (-5 # 16)) (number_of (5 # 4)) columns_fail m
    | fails_at (number_of 3) (times_root (5 # 16)) (number_of (-5 # 4)) columns_fail m
    | fails_at (number_of 3) (number_of (1 # 100)) (number_of (5 # 4)) columns_fail m ].
