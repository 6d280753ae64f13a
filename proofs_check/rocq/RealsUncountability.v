(** * A4 over the real numbers: uncountably many, and intervals

    A4.  As a function of t the failing set is constant on finitely many intervals that cover [-eps(n), eps(n)].  And
    one finite certificate serves a vector eta_{s,t} and a classification function f_a beyond any list of such t and a.

    Idea.  An enumeration misses a point of every interval of positive length: take a part on which its next member is
    not, and again, for ever; the parts shrink around a point.  For the intervals let z_j be the least upper bound of
    the t before which a truth value changes less than j times: where no z_j is, it does not change. *)

From Coq Require Import ZArith QArith List Sorted Lia.
From Coq Require Import Raxioms RIneq Rbasic_fun Rfunctions Lra.
From Barriers Require Import OrderedFields Archimedean RealField.
From Barriers Require Import Networks Alternation Classification Instability Uncountability Reals.
Import ListNotations.
Open Scope R_scope.

(** ** No sequence of real numbers holds all of an interval *)

Fixpoint nest (u : nat -> R) (lo hi : R) (n : nat) : R * R :=
  match n with
  | O => (lo, hi)
  | S n => let (l, h) := nest u lo hi n in
      if Rlt_le_dec (u n) ((l + h) / 2) then ((l + 2 * h) / 3, h) else (l, (2 * l + h) / 3)
  end.

Theorem misses_a_point : forall (u : nat -> R) lo hi, lo < hi -> exists t, lo <= t <= hi /\ forall n, u n <> t.
Proof.
  intros u lo hi L. set (l n := fst (nest u lo hi n)). set (h n := snd (nest u lo hi n)).
  assert (Step : forall n, l n < h n -> l n <= l (S n) /\ l (S n) < h (S n) /\ h (S n) <= h n /\
    (u n < l (S n) \/ h (S n) < u n)).
  { intros n. unfold l, h. simpl. destruct (nest u lo hi n) as [a b]. simpl.
    destruct (Rlt_le_dec (u n) ((a + b) / 2)); simpl; intros; repeat split; lra. }
  assert (Pos : forall n, l n < h n) by (induction n; [exact L | apply Step; assumption]).
  assert (Up : forall m n, (n <= m)%nat -> l n <= l m /\ h m <= h n).
  { induction 1 as [| m H IH]; [lra |]. destruct (Step m (Pos m)) as (A & _ & B & _). lra. }
  assert (Cross : forall m n, l m <= h n).
  { intros m n. pose proof (Pos n) as Pn. pose proof (Pos m) as Pm.
    destruct (Nat.le_ge_cases m n) as [H | H]; destruct (Up _ _ H); lra. }
  destruct (completeness (fun x => exists n, x = l n)) as [t [Ub Least]].
  - exists (h 0%nat). intros x [n ->]. apply Cross.
  - exists (l 0%nat), 0%nat. reflexivity.
  - assert (In : forall n, l n <= t <= h n).
    { intros n. split; [apply Ub; exists n; reflexivity |]. apply Least. intros x [m ->]. apply Cross. }
    exists t. split; [exact (In 0%nat) |]. intros n E. destruct (Step n (Pos n)) as (_ & _ & _ & D).
    destruct (In (S n)). lra.
Qed.

(** For any enumerations of t's and of a's there are a t and an a outside them. *)
Theorem A4_uncountable : forall d N (phi : network) g a_0 delta r n,
  NN d N phi -> monotone g -> 1 / 2 <= a_0 <= 1 -> 0 < r -> r < eps n ->
  exists s A, (s = 0 \/ s = 1) /\ (n <= 4 * count A n + P N + 1)%nat /\
    forall (ts bs : nat -> R), exists t a, (forall i, ts i <> t) /\ (forall i, bs i <> a) /\
      - r <= t <= r /\ 1 / 2 <= a <= 1 /\
      (forall k p, (1 <= k <= n)%nat -> Rabs (nth 0 p 0 - nth 0 (z_point d a_0 delta k) 0) <= r -> f a p = label k) /\
      forall k, (1 <= k <= n)%nat -> A k = true ->
        fails g phi a (add (z_point d a_0 delta k) (eta d delta s t)) = true.
Proof.
  intros d N phi g a_0 delta r n H Hg Ha Hr Hrn.
  destruct (A4_one_certificate d N phi g a_0 delta r n H Hg Ha Hr Hrn)
    as (t_lo & t_hi & a_lo & a_hi & s & A & T1 & T2 & T3 & A1 & A2 & A3 & Hs & Hn & Serves & F).
  exists s, A. split; [exact Hs |]. split; [exact Hn |]. intros ts bs.
  destruct (misses_a_point ts t_lo t_hi T2) as (t & Ht & Ut).
  destruct (misses_a_point bs a_lo a_hi A2) as (a & Hat & Ua).
  exists t, a. split; [exact Ut |]. split; [exact Ua |]. split; [lra |]. split; [lra |].
  split; [intros k p Hk; apply Serves; assumption |]. intros k Hk HA.
  apply (F k t a Hk HA); assumption.
Qed.

(** ** What changes rarely is constant between finitely many points *)

Section Intervals.
Variables (c : R -> bool) (m : nat) (lo hi : R).
Hypothesis lo_hi : lo <= hi.
Hypothesis rarely : forall us, StronglySorted Rle us -> Forall (fun u => lo <= u <= hi) us ->
  (changes (map c us) <= m)%nat.

(** c changes at least j times along a list up to t. *)
Definition changed (j : nat) (t : R) : Prop :=
  exists us, StronglySorted Rle us /\ Forall (fun u => lo <= u <= t) us /\ (j <= changes (map c us))%nat.

Lemma sorted_last us t : StronglySorted Rle us -> Forall (fun u => lo <= u <= t) us -> StronglySorted Rle (us ++ [t]).
Proof.
  induction us as [| u us IH]; intros S F; simpl; [repeat constructor |].
  apply StronglySorted_inv in S. destruct S as [S G]. inversion_clear F as [| ? ? U F'].
  constructor; [apply IH; assumption |]. apply Forall_app. split; [exact G | constructor; [lra | constructor]].
Qed.

Lemma changes_last l b b' : b <> b' -> (changes l + 1 <= changes (l ++ [b; b']))%nat.
Proof.
  intros N. induction l as [| x [| y l] IH].
  - destruct b, b'; simpl; try lia; contradiction.
  - destruct x, b, b'; simpl; try lia; contradiction.
  - simpl in *. lia.
Qed.

(** A value that differs is one change more. *)
Lemma one_more j t t' : lo <= t -> t <= t' -> c t <> c t' -> changed j t -> changed (S j) t'.
Proof.
  intros L T D (us & S & F & C). exists ((us ++ [t]) ++ [t']). split; [|split].
  - apply sorted_last; [apply sorted_last; assumption |]. apply Forall_app. split.
    + revert F. apply Forall_impl. intros; lra.
    + constructor; [lra | constructor].
  - rewrite !Forall_app. repeat split; try (constructor; [lra | constructor]).
    revert F. apply Forall_impl. intros; lra.
  - rewrite <- app_assoc, map_app. simpl. pose proof (changes_last (map c us) _ _ D). lia.
Qed.

Lemma changed_later j t t' : t <= t' -> changed j t -> changed j t'.
Proof.
  intros T (us & S & F & C). exists us. split; [exact S |]. split; [| exact C]. revert F. apply Forall_impl.
  intros; lra.
Qed.

Lemma not_changed_at_lo j : (1 <= j)%nat -> ~ changed j lo.
Proof.
  intros J (us & _ & F & C). assert (Z : changes (map c us) = 0%nat); [| lia].
  assert (E : map c us = repeat (c lo) (length us)).
  { clear C. induction F as [| u us U F IH]; [reflexivity |]. simpl. rewrite IH. do 2 f_equal. lra. }
  rewrite E. generalize (length us). clear. intros k. induction k as [| [| k] IH]; [reflexivity | reflexivity |].
  simpl in *. rewrite Bool.eqb_reflx. exact IH.
Qed.

(** The points before which c changes less than j times. *)
Definition early (j : nat) (u : R) : Prop := lo <= u <= hi /\ ~ changed j u.

Lemma cuts_exist k : exists cuts, length cuts = k /\
  forall j, (1 <= j <= k)%nat -> exists z, In z cuts /\ is_lub (early j) z.
Proof.
  induction k as [| k (cuts & L & H)]; [exists []; split; [reflexivity | lia] |].
  destruct (completeness (early (S k))) as [z Z].
  - exists hi. intros u [U _]. lra.
  - exists lo. split; [lra | apply not_changed_at_lo; lia].
  - exists (z :: cuts). split; [simpl; lia |]. intros j J. destruct (Nat.eq_dec j (S k)) as [-> | Ne].
    + exists z. split; [left; reflexivity | exact Z].
    + destruct (H j ltac:(lia)) as (y & I & Y). exists y. split; [right; exact I | exact Y].
Qed.

Lemma constant_between : exists cuts, length cuts = m /\
  forall t t', lo <= t -> t <= t' -> t' <= hi -> (forall z, In z cuts -> z < t \/ t' < z) -> c t = c t'.
Proof.
  destruct (cuts_exist m) as (cuts & L & H). exists cuts. split; [exact L |]. intros t t' T0 T1 T2 Away.
  destruct (Bool.bool_dec (c t) (c t')) as [E | D]; [exact E | exfalso].
  assert (Often : forall j, (j <= m)%nat -> ~ ~ changed j t).
  { induction j as [| j IH]; intros J No.
    - apply No. exists []. split; [constructor |]. split; [constructor | simpl; lia].
    - destruct (H (S j) ltac:(lia)) as (z & I & Ub & Least). destruct (Away z I) as [Z | Z].
      + assert (t <= z) by (apply Ub; split; [lra | exact No]). lra.
      + apply (IH ltac:(lia)). intros C. apply (one_more j t t' T0 T1 D) in C.
        assert (z <= t'); [| lra]. apply Least. intros u [U N]. apply Rnot_lt_le. intros G. apply N.
        apply (changed_later (S j) t'); [lra | exact C]. }
  apply (Often m (le_n m)). intros C. apply (one_more m t t' T0 T1 D) in C. destruct C as (us & S & F & C).
  assert (changes (map c us) <= m)%nat; [| lia]. apply rarely; [exact S |]. revert F. apply Forall_impl. intros; lra.
Qed.
End Intervals.

(** The failing set is constant on each interval between neighbouring cuts: at most 2 n P(N) cuts. *)
Theorem A4_intervals : forall d N (phi : network) g a n, NN d N phi -> monotone g -> 1 / 2 <= a <= 1 ->
  exists cuts, length cuts = (n * (2 * P N))%nat /\
    forall t t', - eps n <= t -> t <= t' -> t' <= eps n -> (forall z, In z cuts -> z < t \/ t' < z) ->
      forall k, (1 <= k <= n)%nat -> fails g phi a (p_point d a t k) = fails g phi a (p_point d a t' k).
Proof.
  intros d N phi g a n H Hg Ha.
  assert (Few : forall k ts, (1 <= k <= n)%nat -> StronglySorted Rle ts -> Forall (fun t => Rabs t <= eps n) ts ->
    (changes (map (fun t => fails g phi a (p_point d a t k)) ts) <= 2 * P N)%nat).
  { words. intros k ts. exact (@Uncountability.A4_few_changes R_archimedean d N phi g a n k ts H Hg Ha). }
  assert (Pos : 0 < eps n) by (words; exact (@Classification.eps_pos R_archimedean n)).
  assert (G : forall m, (m <= n)%nat -> exists cuts, length cuts = (m * (2 * P N))%nat /\
    forall t t', - eps n <= t -> t <= t' -> t' <= eps n -> (forall z, In z cuts -> z < t \/ t' < z) ->
      forall k, (1 <= k <= m)%nat -> fails g phi a (p_point d a t k) = fails g phi a (p_point d a t' k)).
  { induction m as [| m IH]; intros Hm; [exists []; split; [reflexivity | lia] |].
    destruct (IH ltac:(lia)) as (cuts & L & C).
    destruct (constant_between (fun t => fails g phi a (p_point d a t (S m))) (2 * P N) (- eps n) (eps n) ltac:(lra))
      as (more & L' & C').
    { intros us S F. apply Few; [lia | exact S |]. revert F. apply Forall_impl. intros u U. apply Rabs_le. lra. }
    exists (more ++ cuts). split; [rewrite app_length; lia |]. intros t t' T0 T1 T2 Away k Hk.
    destruct (Nat.eq_dec k (S m)) as [-> | Ne].
    - apply C'; auto. intros z Z. apply Away, in_or_app. left. exact Z.
    - apply C; auto; [| lia]. intros z Z. apply Away, in_or_app. right. exact Z. }
  exact (G n (le_n n)).
Qed.
