(** * K, W, X1, X2 for general algorithms: fork families

    What is known of the family: the answers about a member are those about the limit up to its index, and no output is
    right about two members with one index.  The algorithms are those of GeneralAlgorithms.v; for W they need not know
    the answers about the limit, which is no input. *)

From Coq Require Import QArith Lia PeanoNat List.
From Barriers Require Import OrderedFields ProbabilitySpaces Algorithms Computation GeneralAlgorithms.
Open Scope field_scope.

Section Fork.
Context {F : ordered_field} (P : probability_space F) {D : oracle -> Prop} {M : Type}.
Variables (answers : fork -> oracle) (right : fork -> M -> Prop) (first : nat).
Hypothesis members_occur : forall i n, (first <= n)%nat -> D (answers (Member i n)).
Hypothesis answered_alike : forall i m n, (first <= n)%nat -> (m <= n)%nat ->
  agree m (answers Limit) (answers (Member i n)).
Hypothesis right_not_both : forall n x, (first <= n)%nat -> right (Member One n) x -> right (Member Two n) x -> False.

(** No event is asked for. *)
Lemma fork_levels (A : general_algorithm D (outcome P) M) m (b : F) : let n := Nat.max (m + 1) first in
  reads_levels m A (answers (Member One n)) ->
  (forall i, at_least P (ends A (answers (Member i n)) (right (Member i n))) b) -> b <= $(1 # 2).
Proof.
  intros n R B. assert (b + b <= 1); [| fra].
  apply (W_general_sum P A (answers (Member One n)) (answers (Member Two n)) (right (Member One n))
    (right (Member Two n)) m); auto; try (apply members_occur; unfold n; lia).
  - intros k l L. rewrite <- (answered_alike One m n ltac:(unfold n; lia) ltac:(unfold n; lia) k l L).
    apply (answered_alike Two m n ltac:(unfold n; lia) ltac:(unfold n; lia) k l L).
  - intros x. apply right_not_both. unfold n. lia.
Qed.

Hypothesis limit_occurs : D (answers Limit).

(** What K says of an algorithm that halts on the limit with probability [h]. *)
Lemma fork_from_halting (A : general_algorithm D (outcome P) M) (b h : F) :
  (forall m, event P (ends_by m A (answers Limit) (fun _ => True))) ->
  at_least P (ends A (answers Limit) (fun _ => True)) h ->
  (forall i n, (first <= n)%nat -> at_least P (ends A (answers (Member i n)) (right (Member i n))) b) ->
  b + b <= $2 - h.
Proof.
  intros E H B. destruct (lt_le_dec ($2 - h) (b + b)) as [L |]; [| assumption]. exfalso.
  destruct (ends_by_some_level P A _ _ h ($(1 # 2) * (b + b - ($2 - h))) E H) as [m Hm]; [fra |].
  pose (n := Nat.max first m).
  assert (b + b <= $2 - (h - $(1 # 2) * (b + b - ($2 - h)))); [| fra].
  apply (K_general_sum P A (answers Limit) (answers (Member One n)) (answers (Member Two n))
    (right (Member One n)) (right (Member Two n)) m); try apply limit_occurs;
    try apply members_occur; try apply answered_alike; try apply B; try (unfold n; lia).
  - intros x. apply right_not_both. unfold n. lia.
  - exact Hm.
Qed.

Lemma fork_halting (A : general_algorithm D (outcome P) M) (b : F) :
  (forall m, event P (ends_by m A (answers Limit) (fun _ => True))) ->
  at_least P (ends A (answers Limit) (fun _ => True)) 1 ->
  (forall iota, is_input first iota -> at_least P (ends A (answers iota) (right iota)) b) -> b <= $(1 # 2).
Proof.
  intros E H B. assert (b + b <= $2 - 1); [| fra]. apply (fork_from_halting A b 1 E H). intros i n L. apply B, L.
Qed.

Lemma fork_any (A : general_algorithm D (outcome P) M) (b : F) :
  (forall m, event P (ends_by m A (answers Limit) (fun _ => True))) ->
  (forall iota, is_input first iota -> at_least P (ends A (answers iota) (right iota)) b) -> b <= $(2 # 3).
Proof.
  intros E B. assert (b + b <= $2 - b); [| fra]. apply (fork_from_halting A b b E); [| intros i n L; apply B, L].
  generalize (B Limit I). apply at_least_within; [| apply le_refl]. intros w. apply ends_weaken. auto.
Qed.

(** X1. *)
Section Flags.
Variables (t : general_algorithm D unit M) (E : general_algorithm D (outcome P) bool).
Let flag iota := general_flag t (answers iota) (right iota).
Hypothesis checked : forall m, event P (ends_by m E (answers Limit) (flag Limit)).

Lemma fork_flags_above (b : F) : $(1 # 2) < b ->
  (forall iota, is_input first iota -> at_least P (ends E (answers iota) (flag iota)) b) ->
  flag Limit false /\ exists N, (first <= N)%nat /\ forall i n, (N <= n)%nat -> flag (Member i n) false.
Proof.
  intros L C. destruct (general_above_half P E _ _ b limit_occurs checked L (C Limit I)) as [m St].
  assert (Same : forall i n, (m <= n)%nat -> (first <= n)%nat ->
    forall said, flag Limit said -> ~ ~ flag (Member i n) said).
  { intros i n Hm Hn said Y N. apply (St (answers (Member i n)) (flag (Member i n)));
      [apply members_occur, Hn | apply (answered_alike i m n Hn Hm) | | apply (C (Member i n) Hn)].
    intros said' Z0 Z. destruct said, said'; simpl in *; auto. }
  assert (R : flag Limit false).
  { intros (x & r & X & Rx). destruct (some_level r) as [m' Lr]. pose (n := Nat.max (Nat.max m m') first).
    assert (Y : forall i, ~ ~ right (Member i n) x).
    { intros i N. apply (Same i n ltac:(lia) ltac:(lia) true); [exists x, r; auto |]. intros (y & r' & Y & Ry).
      assert (X' : halts t tt (answers (Member i n)) x r).
      { apply (same_end m' t (answers Limit)); auto; [apply members_occur | apply answered_alike]; lia. }
      rewrite (halts_once _ _ _ t tt _ y x r' r (members_occur i n ltac:(lia)) Y X') in Ry. exact (N Ry). }
    apply (Y One). intros Y1. apply (Y Two). intros Y2. apply (right_not_both n x ltac:(lia) Y1 Y2). }
  split; [exact R |]. exists (Nat.max m first). split; [lia |]. intros i n Hn Y.
  apply (Same i n ltac:(lia) ltac:(lia) false R). intros N. exact (N Y).
Qed.

Lemma fork_flags (b : F) :
  flag Limit true \/ infinitely_often (fun n => exists i, flag (Member i n) true) ->
  (forall iota, is_input first iota -> at_least P (ends E (answers iota) (flag iota)) b) -> b <= $(1 # 2).
Proof.
  intros H C. destruct (lt_le_dec ($(1 # 2)) b) as [L |]; [| assumption]. exfalso.
  destruct (fork_flags_above b L C) as [R [N [_ A]]].
  destruct H as [H | H]; [exact (R H) |]. destruct (H N) as (n & Hn & i & Y). exact (A i n Hn Y).
Qed.
End Flags.

(** X2. *)
Lemma fork_false_flags (A : general_algorithm D (outcome P) (M * bool)) (h c : F) :
  (forall m, event P (ends_by m A (answers Limit) (fun y => snd y = true))) ->
  (forall n, (first <= n)%nat ->
     event P (ends A (answers (Member One n)) (fun y => snd y = true /\ ~ right (Member One n) (fst y)))) ->
  at_least P (ends A (answers Limit) (fun y => snd y = true)) h ->
  (forall i n, (first <= n)%nat ->
     at_most P (ends A (answers (Member i n)) (fun y => snd y = true /\ ~ right (Member i n) (fst y))) c) ->
  h <= $2 * c.
Proof.
  intros E Ev Hh C. destruct (lt_le_dec ($2 * c) h) as [L |]; [| assumption]. exfalso.
  destruct (ends_by_some_level P A _ _ h ($(1 # 2) * (h - $2 * c)) E Hh) as [m Hm]; [fra |].
  pose (n := Nat.max m first). assert (h - $(1 # 2) * (h - $2 * c) <= c + c); [| fra].
  apply (X2_general_sum P A (answers Limit) (answers (Member One n)) (answers (Member Two n)) (fun y => snd y = true)
    (fun y => snd y = true /\ ~ right (Member One n) (fst y))
    (fun y => snd y = true /\ ~ right (Member Two n) (fst y)) m);
    try apply limit_occurs; try apply members_occur; try apply answered_alike; try apply C; try apply Ev; try exact Hm;
    try (unfold n; lia).
  intros y R N. split; [exact R |]. intros Y2. apply N. split; [exact R |]. intros Y1.
  apply (right_not_both n (fst y) ltac:(unfold n; lia) Y1 Y2).
Qed.

End Fork.
