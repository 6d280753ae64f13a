(** * Mutants of A7's two theorems on the points drawn

    Each of 1, ..., n is drawn once, mostly, or one of them alone.  What holds for a set drawn holds without tiny print,
    and from a = 1/2 on (AnyLevel.v). *)

From Coq Require Import ZArith QArith Qabs List Lia Lqa PeanoNat.
From Barriers Require Import OrderedFields Archimedean Networks Classification Alternation Instability.
From Barriers Require Import RandomSets RandomPoints.
From Mutants Require Import Verdicts AnyLevel Instances.
Import ListNotations.

(** ** What holds *)

Section Drawn.
Context {K : archimedean_field}.
Local Open Scope field_scope.
Local Notation "0" := (@fzero K) : field_scope.
Local Notation "1" := (@fone K) : field_scope.
Local Notation eps := (@eps K).
Local Notation label := (@label K).
Implicit Types (phi : network K) (g : K -> K) (a delta s t : K) (l : list nat).
Add Field K_f : (K_field K) (morphism (of_Q_morph K), constants [f_cst], setoid (K_setoid K) (K_ext K)).

Lemma z_in_cube_flat d a delta n k : (2 <= d)%nat -> $(1 # 2) <= a <= 1 -> 0 <= delta <= eps n -> (1 <= k <= n)%nat ->
  cube d (z_point d a delta k).
Proof.
  intros Hd Ha Hdelta Hk. destruct (lt_le_dec 0 delta) as [L | L]; [apply (z_in_cube d a delta n); auto; fra |].
  pose proof (@eps_pos K n). destruct (z_in_cube d a (eps n) n k Hd Ha ltac:(fra) Hk) as [C F].
  split; [exact C |]. unfold z_point in *. inversion F as [| ? ? F1 F2]; subst. inversion F2; subst.
  constructor; [exact F1 |]. constructor; [| assumption]. rewrite (f_x_point d a n k Ha Hk).
  pose proof (label_range (K := K) k). fnra.
Qed.

(** Without tiny print the points drawn are separated by their first coordinates. *)
Lemma separated_flat d a delta n l : (2 <= d)%nat -> $(1 # 2) <= a <= 1 -> 0 <= delta <= eps n ->
  Forall (fun k => (1 <= k <= n)%nat) l -> separated_stable d (f a) (eps n) (points_drawn d a delta l).
Proof.
  intros Hd Ha Hdelta H. pose proof (@eps_pos K n).
  assert (I : forall x, In x (points_drawn d a delta l) -> exists k, (1 <= k <= n)%nat /\ x = z_point d a delta k).
  { intros x Hx. apply in_map_iff in Hx. destruct Hx as (k & <- & Hk). apply nodup_In in Hk.
    exists k. split; [exact (proj1 (Forall_forall _ _) H k Hk) | reflexivity]. }
  split; [| split].
  - apply Forall_forall. intros x Hx. destruct (I x Hx) as (k & Hk & ->). apply (z_in_cube_flat d a delta n); auto.
  - clear I. unfold points_drawn. pose proof (NoDup_nodup Nat.eq_dec l) as D.
    assert (J : forall k, In k (nodup Nat.eq_dec l) -> (1 <= k <= n)%nat).
    { intros k Hk. apply nodup_In in Hk. exact (proj1 (Forall_forall _ _) H k Hk). }
    induction (nodup Nat.eq_dec l) as [| k r IH]; simpl; constructor; inversion_clear D as [| ? ? Nk Dr].
    + apply Forall_forall. intros y Hy. apply in_map_iff in Hy. destruct Hy as (j & <- & Hj).
      assert (Hk : (1 <= k <= n)%nat) by (apply J; left; reflexivity).
      assert (Hj' : (1 <= j <= n)%nat) by (apply J; right; exact Hj).
      eapply le_trans; [| apply distance_first].
      destruct (Nat.lt_trichotomy k j) as [L | [E | L]]; [| congruence |].
      * pose proof (abscissa_apart a Ha n k j ltac:(lia)). rewrite abs_pos; fra.
      * pose proof (abscissa_apart a Ha n j k ltac:(lia)). rewrite abs_neg; fra.
    + apply IH; [exact Dr |]. intros j Hj. apply J. right. exact Hj.
  - intros x y Hx [Hy _] Hxy. destruct (I x Hx) as (k & Hk & ->).
    rewrite (label_z d a delta k) by fra.
    rewrite (A1_closed_balls d a delta n k y Hd Ha Hk Hy (or_introl (lt_le _ _ Hxy))). reflexivity.
Qed.

Lemma drawn_below M n l : (length l <= n)%nat -> all_drawn M l = true -> (M <= n)%nat.
Proof.
  intros Len All. assert (Incl : forall k, In k (seq 1 M) -> In k l).
  { intros k Hk. apply in_seq in Hk. apply (all_drawn_in M l k All). lia. }
  pose proof (NoDup_incl_length (seq_NoDup M 1) Incl) as L. rewrite seq_length in L. lia.
Qed.

Lemma drawn_counts (c : nat -> bool) M q l : all_drawn M l = true -> (q <= count c M)%nat ->
  (q <= length (filter c (nodup Nat.eq_dec l)))%nat.
Proof.
  intros All C. eapply Nat.le_trans; [exact C |]. apply NoDup_incl_length; [apply NoDup_filter, seq_NoDup |].
  intros k Hk. apply filter_In in Hk. destruct Hk as [Hk Fk]. apply filter_In. split; [| exact Fk].
  apply in_seq in Hk. apply nodup_In, (all_drawn_in M l k All). lia.
Qed.

(** One vector for the points drawn: what is said of 1, ..., M is said of what is drawn, and labels are as they were. *)
Lemma drawn_above d N phi g a delta t l n M q :
  NN d N phi -> monotone g -> $(1 # 2) <= a -> 0 <= delta <= eps n -> fabs t <= eps n ->
  (length l <= n)%nat -> all_drawn M l = true -> (4 * q + P N <= M + 2)%nat ->
  exists s, (s = 0 \/ s = 1) /\ norm (eta d delta s t) <= fmax (fabs t) delta <= eps n /\
    (q <= length (filter (fun k => fails g phi a (add (z_point d a delta k) (eta d delta s t)))
                    (nodup Nat.eq_dec l)))%nat /\
    forall k, (k <= n)%nat -> f a (add (z_point d a delta k) (eta d delta s t)) = f a (z_point d a delta k).
Proof.
  intros H Hg Ha Hd Ht Len All Hq. pose proof (eps_decreases (K := K) M n (drawn_below M n l Len All)).
  destruct (one_vector_above d N phi g a delta t M q H Hg Ha ltac:(fra) ltac:(fra) Hq) as (s & Hs & [Nm _] & C & _).
  exists s. split; [exact Hs |]. split; [split; [exact Nm | apply max_lub; fra] |].
  split; [exact (drawn_counts _ M q l All C) |]. intros k Hk. rewrite (label_z d a delta k) by fra.
  rewrite <- (label_p_from_0 d a t n k) by assumption. apply f_proper. reflexivity.
Qed.

(** Half-way between the labels. *)
Lemma drawn_half d N phi g a delta t l n M q :
  NN d N phi -> monotone g -> $(1 # 2) <= a -> 0 <= delta <= eps n -> fabs t <= eps n ->
  (length l <= n)%nat -> all_drawn M l = true -> (4 * q + P N <= M + 2)%nat ->
  exists s, (s = $(1 # 2) \/ s = $(-1 # 2)) /\ norm (eta d delta s t) <= fmax (fabs t) delta <= eps n /\
    (q <= length (filter (fun k => fails g phi a (add (z_point d a delta k) (eta d delta s t)))
                    (nodup Nat.eq_dec l)))%nat /\
    forall k, (1 <= k <= n)%nat -> f a (add (z_point d a delta k) (eta d delta s t)) = f a (z_point d a delta k).
Proof.
  intros H Hg Ha Hd Ht Len All Hq. pose proof (eps_decreases (K := K) M n (drawn_below M n l Len All)).
  destruct (one_vector_half d N phi g a delta t M q H Hg Ha ltac:(fra) ltac:(fra) Hq) as (s & Hs & [Nm _] & C & _).
  exists s. split; [exact Hs |]. split; [split; [exact Nm | apply max_lub; fra] |].
  split; [exact (drawn_counts _ M q l All C) |]. intros k Hk. rewrite (label_z d a delta k) by fra.
  rewrite <- (label_p d a t n k) by assumption. apply f_proper. reflexivity.
Qed.
End Drawn.

Ltac prove_RandomPoints_A7_separated := intros; apply separated_flat; by_arithmetic.

Ltac prove_RandomPoints_A7_universal_instability :=
  intros K d N phi g a delta t l n M q; intros;
  let s := fresh "s" in let Hs := fresh in let h1 := fresh in let h2 := fresh in let h3 := fresh in
  first
    [ destruct (drawn_above d N phi g a delta t l n M q) as (s & Hs & h1 & h2 & h3); try by_arithmetic;
      exists s; split; [exact Hs|]; split; [exact h1|]; split; [exact h2|]; intros; apply h3; lia
    | destruct (drawn_half d N phi g a delta t l n M q) as (s & Hs & h1 & h2 & h3); try by_arithmetic;
      exists s; apply half_is_neither in Hs; destruct Hs as [? ?];
      split; [solve [left; assumption | right; assumption]|]; split; [exact h1|]; split; [exact h2|]; exact h3 ].

(** ** What does not *)

Open Scope Q_scope.
Canonical Structure Q_field.

(** One point drawn: it is not in the square, or near it is another label; two drawn at a = 0 are one. *)
Ltac refute_RandomPoints_A7_separated m :=
  let at_ d a delta n l := (specialize (m K d a delta n l); met m) in
  let out_of_cube := (destruct m as (m & _); inversion m; subst;
    match goal with h : cube _ _ |- _ => destruct h as (?L & h); first [discriminate L | inversion h; subst] end;
    match goal with h : _ /\ _ |- _ => destruct h as (_ & h); absurd_by_computing h end) in
  first
    [ at_ 1%nat 1 (eps (K := K) 1) 1%nat [1%nat]; destruct m as (m & _); inversion m; subst;
      match goal with h : cube _ _ |- _ => destruct h as (h & _); discriminate h end
    | at_ 2%nat (1 # 3) (eps (K := K) 1) 1%nat [1%nat]; destruct m as (_ & _ & m);
      specialize (m (z_point (K := K) 2 (1 # 3) (eps (K := K) 1) 1) [4 # 25; 0]); absurdity m
    | at_ 2%nat 0 (eps (K := K) 2) 2%nat [1%nat; 2%nat]; destruct m as (_ & m & _); inversion m; subst;
      match goal with h : Forall _ (_ :: _) |- _ => inversion h; subst end;
      match goal with h : fleq _ _ |- _ => absurd_by_computing h end
    | at_ 2%nat 2 (eps (K := K) 1) 1%nat [1%nat]; out_of_cube
    | at_ 2%nat 1 (eps (K := K) 1) 1%nat [0%nat]; out_of_cube
    | at_ 2%nat 1 5 2%nat [2%nat]; destruct m as (m & _); inversion m as [| ? ? c]; subst;
      destruct c as (_ & c); inversion c as [| ? ? ? e]; subst; inversion e as [| ? ? b]; subst;
      destruct b as (_ & b); absurd_by_computing b ].

(** Where all are moved by -1/6, more than the radius for 24 draws, the label is 1 at three of them alone. *)
Ltac refute_RandomPoints_A7_universal_instability m :=
  pose proof same_monotone; pose proof step_monotone;
  let drawn N phi g a delta t l n M q := (specialize (m K 2%nat N phi g a delta t l n M q); met m; absurdity m) in
  let at_ N phi g a delta t n q := (let l := eval vm_compute in (seq 1 n) in drawn N phi g a delta t l n n q) in
  let far k := (specialize (m K 2%nat [1%nat] (constant 0) same_number 1 (eps (K := K) 6) (-1 # 378) (seq 1 6));
    specialize (m 6%nat 6%nat 1%nat); met m; let s := fresh "s" in let h := fresh in
    destruct m as (s & h & _ & _ & m); specialize (m k); destruct h; subst s; vm_compute in m; discriminate m) in
  let counted phi g := (specialize (m K 2%nat [1%nat] phi g 1 (eps (K := K) 6) 0 (seq 1 6) 6%nat 6%nat 1%nat); met m;
    let s := fresh "s" in let h := fresh in
    destruct m as (s & h & _ & m & _); destruct h; subst s; absurd_by_computing m) in
  let moved := (let l := eval vm_compute in (seq 1 24) in
    specialize (m K 2%nat [1%nat] (constant 0) same_number 1 (eps (K := K) 0) (-1 # 6) l 0%nat 24%nat 6%nat); met m;
    let s := fresh "s" in let h := fresh in
    destruct m as (s & h & _ & m & _); destruct h; subst s; absurd_by_computing m) in
  first [ counted (constant 0) same_number | counted first_coordinate not_monotone
        | at_ [1%nat] (constant 0) same_number 1 (eps (K := K) 6) (eps (K := K) 6) 6%nat 1%nat
        | at_ [1%nat] (second_coordinate 378) same_number 1 (eps (K := K) 6) 0 6%nat 1%nat
        | at_ [1%nat] (inverse 378) same_number 1 (eps (K := K) 6) 0 6%nat 1%nat
        | at_ [3%nat] (tiny_zigzag_of 378) same_number 1 (eps (K := K) 6) 0 6%nat 1%nat
        | at_ [3%nat] right_5 same_number 1 (eps (K := K) 3) 0 3%nat 1%nat
        | at_ [3%nat] right_5 same_number 1 (eps (K := K) 5) 0 5%nat 1%nat
        | at_ [3%nat] right_5 same_number 1 (eps (K := K) 4) 0 4%nat 0%nat
        | at_ [1%nat] right_5 same_number 1 (eps (K := K) 5) 0 5%nat 1%nat
        | at_ [1%nat] (constant 0) same_number 1 5 0 6%nat 1%nat
        | at_ [1%nat] (constant 0) same_number 1 (eps (K := K) 6) 5 6%nat 1%nat
        | at_ [1%nat] (constant 0) same_number 0 (eps (K := K) 6) 0 6%nat 1%nat
        | at_ [1%nat] (constant 0) same_number 1 (eps (K := K) 6) 0 6%nat 1%nat
        | drawn [1%nat] (constant 0) same_number 1 (eps (K := K) 6) 0 (@nil nat) 6%nat 6%nat 1%nat
        | at_ [3%nat] right_moved step (2 # 5) (eps (K := K) 6) (-1 # 378) 6%nat 1%nat
        | moved | far 500%nat ].
