(** * A7: random training and validation sets, the points

    Informally.  Where all indices drawn are <= n the points drawn are in S_{eps(n)}, and where all of 1, ..., M are
    drawn, 4 q + P <= M + 2, one eta makes q of the points drawn fail at once.  How likely that is: RandomSets.v.

    Idea.  A1, and A3 for 1, ..., M; at most n draws have M <= n, so eps(n) <= eps(M). *)

From Coq Require Import ZArith QArith Lia PeanoNat List.
From Barriers Require Import OrderedFields Archimedean Networks Classification Alternation Instability.
From Barriers Require Import RandomSets.
Import ListNotations.
Open Scope field_scope.

Section Points.
Context {K : archimedean_field}.
Local Notation vector := (vector K).
Local Notation network := (network K).
Local Notation "0" := (@fzero K) : field_scope.
Local Notation "1" := (@fone K) : field_scope.
Add Field K_f : (K_field K) (morphism (of_Q_morph K), constants [f_cst], setoid (K_setoid K) (K_ext K)).

(** The points drawn, each once. *)
Definition points_drawn (d : nat) (a delta : K) (l : list nat) : list vector :=
  map (z_point d a delta) (nodup Nat.eq_dec l).

Lemma eps_decreases m n : (m <= n)%nat -> @eps K n <= eps m.
Proof.
  intros L. pose proof (Qnat_le (K := K) m n L) as Mn. pose proof (@Qnat_pos K m) as M0.
  pose proof (@eps_pos K n) as E0.
  assert (E : eps n * (($4 * Qnat n + $3) * ($2 * Qnat n + $2)) == 1) by (unfold eps; field; split; fra).
  apply le_shift_div_l; fnra.
Qed.

Theorem A7_separated d a delta n l : (2 <= d)%nat -> $(1 # 2) <= a <= 1 -> 0 < delta <= eps n ->
  Forall (fun k => (1 <= k <= n)%nat) l -> separated_stable d (f a) (eps n) (points_drawn d a delta l).
Proof.
  intros Hd Ha Hdelta H. pose proof (A1_well_separated d a delta n Hd Ha Hdelta) as (C & _ & St).
  assert (I : forall k, In k (nodup Nat.eq_dec l) -> (1 <= k <= n)%nat).
  { intros k Hk. apply nodup_In in Hk. exact (proj1 (Forall_forall _ _) H k Hk). }
  assert (In' : forall x, In x (points_drawn d a delta l) -> In x (map (z_point d a delta) (seq 1 n))).
  { intros x Hx. apply in_map_iff in Hx. destruct Hx as (k & <- & Hk). apply in_map, in_seq. specialize (I k Hk). lia. }
  split; [| split].
  - apply Forall_forall. intros x Hx. exact (proj1 (Forall_forall _ _) C x (In' x Hx)).
  - unfold points_drawn. pose proof (NoDup_nodup Nat.eq_dec l) as D. clear In' St.
    induction (nodup Nat.eq_dec l) as [| k r IH]; simpl; constructor; inversion_clear D as [| ? ? Nk Dr].
    + apply Forall_forall. intros y Hy. apply in_map_iff in Hy. destruct Hy as (j & <- & Hj).
      assert (Hk : (1 <= k <= n)%nat) by (apply I; left; reflexivity).
      assert (Hj' : (1 <= j <= n)%nat) by (apply I; right; exact Hj).
      eapply le_trans; [| apply distance_first]. pose proof (@eps_pos K n).
      destruct (Nat.lt_trichotomy k j) as [L | [E | L]]; [| congruence |].
      * pose proof (abscissa_apart a Ha n k j ltac:(lia)). rewrite abs_pos; fra.
      * pose proof (abscissa_apart a Ha n j k ltac:(lia)). rewrite abs_neg; fra.
    + apply IH; [intros j Hj; apply I; right; exact Hj | exact Dr].
  - intros x y Hx. apply St, In', Hx.
Qed.

(** Where 1, ..., M are drawn, with at most n draws, one eta makes q of the points drawn fail at once. *)
Theorem A7_universal_instability d N phi g a delta t l n M q :
  NN d N phi -> monotone g -> $(1 # 2) <= a <= 1 -> 0 < delta <= eps n -> fabs t <= eps n ->
  (length l <= n)%nat -> all_drawn M l = true -> (4 * q + P N <= M + 2)%nat ->
  exists s, (s = 0 \/ s = 1) /\ norm (eta d delta s t) <= fmax (fabs t) delta <= eps n /\
    (q <= length (filter (fun k => fails g phi a (add (z_point d a delta k) (eta d delta s t)))
                    (nodup Nat.eq_dec l)))%nat /\
    forall k, (1 <= k <= n)%nat -> f a (add (z_point d a delta k) (eta d delta s t)) = f a (z_point d a delta k).
Proof.
  intros H Hg Ha Hd Ht Len All Hq.
  assert (Incl : forall k, In k (seq 1 M) -> In k (nodup Nat.eq_dec l)).
  { intros k Hk. apply in_seq in Hk. apply nodup_In, (all_drawn_in M l k All). lia. }
  assert (L : (M <= n)%nat).
  { pose proof (NoDup_incl_length (seq_NoDup M 1) Incl) as L. rewrite seq_length in L.
    pose proof (NoDup_incl_length (NoDup_nodup Nat.eq_dec l) (fun k Hk => proj1 (nodup_In Nat.eq_dec l k) Hk)). lia. }
  pose proof (eps_decreases M n L) as E.
  destruct (A3_one_vector d N phi g a delta t M q H Hg Ha ltac:(fra) ltac:(fra) Hq) as (s & Hs & [Nm _] & C & _).
  exists s. split; [exact Hs |]. split; [split; [exact Nm | apply max_lub; fra] |]. split.
  - eapply Nat.le_trans; [exact C |]. apply NoDup_incl_length; [apply NoDup_filter, seq_NoDup |].
    intros k Hk. apply filter_In in Hk. destruct Hk as [Hk Fk]. apply filter_In. auto.
  - intros k Hk. apply (f_add_eta d a delta s t n); assumption.
Qed.

End Points.
