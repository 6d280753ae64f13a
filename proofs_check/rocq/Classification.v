(** * The classification functions f_a, the training sets, and A1: they are well separated

    f_a(x) = ceil(a / x_1) mod 2 for x_1 > 0, and 0 for x_1 = 0: the label is (k+1) mod 2 where
    a/(k+1) <= x_1 < a/k.  With eps(n) = 1/((4n+3)(2n+2)), x^k = (a/(k+3/4), 0, ..., 0) and
    z^k = x^k + delta f_a(x^k) e_2, k = 1..n:

    A1.  For 0 < delta <= eps(n) the set {z^1, ..., z^n} is in S^{f_a}_{eps(n)}, and f_a is constant on the closed
    max-norm ball of radius eps(n) about each z^k and each x^k.

    Idea.  f_a looks at x_1 alone.  From a/(k+3/4) it is at least eps(n) to the left end of the level set, which
    belongs to it, and more than eps(n) to the right end; neighbouring points are more than 2 eps(n) apart. *)

From Coq Require Import ZArith QArith Qabs Qminmax Qround List Lia Lqa Setoid.
From Barriers Require Import Networks.
Import ListNotations.
Open Scope Q_scope.

(** ** Objects *)

Definition Qnat (k : nat) : Q := inject_Z (Z.of_nat k).

Definition first (x : vector) : Q := nth 0 x 0.

Definition f (a : Q) (x : vector) : Q :=
  if Qle_bool (first x) 0 then 0 else inject_Z (Qceiling (a / first x) mod 2).

(** (k+1) mod 2 *)
Definition label (k : nat) : Q := if Nat.even k then 1 else 0.

(** The distance of two vectors of the same length in the max norm. *)
Fixpoint distance (x y : vector) : Q :=
  match x, y with
  | a :: x', b :: y' => Qmax (Qabs (a - b)) (distance x' y')
  | _, _ => 0
  end.

Definition cube (d : nat) (x : vector) : Prop := length x = d /\ Forall (fun q => 0 <= q <= 1) x.

(** S^f_eps, sets being lists whose members are at mutual distance >= 2 eps. *)
Definition separated_stable (d : nat) (h : vector -> Q) (eps : Q) (T : list vector) : Prop :=
  Forall (cube d) T /\ ForallOrdPairs (fun x y => 2 * eps <= distance x y) T /\
  forall x y, In x T -> cube d y -> distance y x < eps -> h y == h x.

Definition eps (n : nat) : Q := 1 / ((4 * Qnat n + 3) * (2 * Qnat n + 2)).
Definition abscissa (a : Q) (k : nat) : Q := a / (Qnat k + (3 # 4)).

(** x^k and z^k in dimension d >= 2 *)
Definition x_point (d : nat) (a : Q) (k : nat) : vector := abscissa a k :: 0 :: repeat 0 (d - 2).
Definition z_point (d : nat) (a delta : Q) (k : nat) : vector :=
  abscissa a k :: delta * f a (x_point d a k) :: repeat 0 (d - 2).

(** ** f_a on its level sets *)

Lemma Qnat_S k : Qnat (S k) == Qnat k + 1.
Proof. unfold Qnat. rewrite Nat2Z.inj_succ, <- Z.add_1_r, inject_Z_plus. reflexivity. Qed.

Lemma Qnat_le i j : (i <= j)%nat -> Qnat i <= Qnat j.
Proof. intros H. unfold Qnat. rewrite <- Zle_Qle. lia. Qed.

Lemma Qnat_pos k : 0 <= Qnat k.
Proof. apply (Qnat_le 0). lia. Qed.

Lemma Qnat_ge_1 k : (1 <= k)%nat -> 1 <= Qnat k.
Proof. apply (Qnat_le 1). Qed.

Lemma label_mod k : label k = inject_Z ((Z.of_nat k + 1) mod 2).
Proof.
  rewrite Zmod_odd, Z.add_1_r, Z.odd_succ. unfold label.
  assert (E : Z.even (Z.of_nat k) = Nat.even k); [|rewrite E; destruct (Nat.even k); reflexivity].
  induction k as [|k IH]; [reflexivity|].
  rewrite Nat2Z.inj_succ, Z.even_succ, <- Z.negb_even, IH, Nat.even_succ, <- Nat.negb_even. reflexivity.
Qed.

Lemma ceiling_unique q z : inject_Z z < q -> q <= inject_Z (z + 1) -> Qceiling q = (z + 1)%Z.
Proof.
  intros L U. pose proof (Qle_ceiling q) as H1. pose proof (Qceiling_lt q) as H2.
  assert (z < Qceiling q)%Z by (rewrite Zlt_Qlt; eapply Qlt_le_trans; eauto).
  assert (Qceiling q - 1 < z + 1)%Z by (rewrite Zlt_Qlt; eapply Qlt_le_trans; eauto). lia.
Qed.

(** Without quotients by 0: the label is (k+1) mod 2 where k x_1 < a <= (k+1) x_1. *)
Lemma f_label a x k : 0 < first x -> Qnat k * first x < a -> a <= (Qnat k + 1) * first x -> f a x = label k.
Proof.
  intros Hx L U. unfold f. destruct (Qle_bool (first x) 0) eqn:E; [apply Qle_bool_iff in E; lra|].
  rewrite (ceiling_unique _ (Z.of_nat k)); [symmetry; apply label_mod| |].
  - apply Qlt_shift_div_l; assumption.
  - rewrite inject_Z_plus. apply Qle_shift_div_r; assumption.
Qed.

Theorem f_on_level_sets : forall a x k, 0 < a -> (1 <= k)%nat ->
  a / (Qnat k + 1) <= first x -> first x < a / Qnat k -> f a x = label k.
Proof.
  intros a x k Ha Hk L U. pose proof (Qnat_ge_1 k Hk) as K.
  assert (E1 : a == (a / (Qnat k + 1)) * (Qnat k + 1)) by (field; lra).
  assert (E2 : a == (a / Qnat k) * Qnat k) by (field; lra).
  assert (0 < a / (Qnat k + 1)) by (apply Qlt_shift_div_l; lra).
  generalize dependent (a / Qnat k). generalize dependent (a / (Qnat k + 1)). intros q. intros. apply f_label; nra.
Qed.

(** k = 0: to the right of a the label is 1. *)
Lemma f_beyond a x : 0 < a -> a <= first x -> f a x = label 0.
Proof. intros Ha H. apply f_label; change (Qnat 0) with 0; lra. Qed.

Lemma f_at_zero a x : first x == 0 -> f a x = 0.
Proof. intros H. unfold f. destruct (Qle_bool (first x) 0) eqn:E; [reflexivity|]. rewrite H in E. discriminate. Qed.

Lemma f_proper a x y : first x == first y -> f a x = f a y.
Proof.
  intros E. unfold f. assert (C : Qceiling (a / first x) = Qceiling (a / first y)) by (rewrite E; reflexivity).
  rewrite C, E. reflexivity.
Qed.

(** ** The inequalities of A1 *)

Lemma fractions_le a b c d : 0 < b -> 0 < d -> a * d <= c * b -> a / b <= c / d.
Proof.
  intros Hb Hd H. apply Qle_shift_div_r; [exact Hb|]. setoid_replace (c / d * b) with (c * b / d) by (field; lra).
  apply Qle_shift_div_l; assumption.
Qed.

Lemma fractions_lt a b c d : 0 < b -> 0 < d -> a * d < c * b -> a / b < c / d.
Proof.
  intros Hb Hd H. apply Qlt_shift_div_r; [exact Hb|]. setoid_replace (c / d * b) with (c * b / d) by (field; lra).
  apply Qlt_shift_div_l; assumption.
Qed.

Lemma eps_pos n : 0 < eps n.
Proof. pose proof (Qnat_pos n). apply Qlt_shift_div_l; nra. Qed.

Lemma eps_small n : eps n <= 1 # 6.
Proof. pose proof (Qnat_pos n). apply Qle_shift_div_r; nra. Qed.

Section Inequalities.
Variable a : Q.
Hypothesis a_range : 1 # 2 <= a <= 1.

Lemma A1_left k n : (k <= n)%nat -> eps n <= abscissa a k - a / (Qnat k + 1).
Proof.
  intros H. pose proof (Qnat_pos k). pose proof (Qnat_le k n H). unfold abscissa, eps.
  setoid_replace (a / (Qnat k + (3 # 4)) - a / (Qnat k + 1)) with (a / ((4 * Qnat k + 3) * (Qnat k + 1))) by
    (field; lra).
  apply fractions_le; nra.
Qed.

Lemma A1_right k n : (1 <= k <= n)%nat -> eps n < a / Qnat k - abscissa a k.
Proof.
  intros H. pose proof (Qnat_ge_1 k ltac:(lia)). pose proof (Qnat_le k n ltac:(lia)). unfold abscissa, eps.
  setoid_replace (a / Qnat k - a / (Qnat k + (3 # 4))) with ((3 * a) / (Qnat k * (4 * Qnat k + 3))) by (field; lra).
  apply fractions_lt; nra.
Qed.

Lemma A1_gap k n : (S k <= n)%nat -> 2 * eps n < abscissa a k - abscissa a (S k).
Proof.
  intros H. pose proof (Qnat_pos k). pose proof (Qnat_le (S k) n H) as Hn. rewrite Qnat_S in Hn. unfold abscissa, eps.
  rewrite Qnat_S.
  setoid_replace (a / (Qnat k + (3 # 4)) - a / (Qnat k + 1 + (3 # 4)))
    with ((16 * a) / ((4 * Qnat k + 3) * (4 * Qnat k + 7))) by (field; lra).
  setoid_replace (2 * (1 / ((4 * Qnat n + 3) * (2 * Qnat n + 2)))) with (1 / ((4 * Qnat n + 3) * (Qnat n + 1))) by
    (field; lra).
  apply fractions_lt; nra.
Qed.

Lemma abscissa_range k : 0 < abscissa a k <= 4 # 3.
Proof.
  pose proof (Qnat_pos k). unfold abscissa. split; [apply Qlt_shift_div_l; lra|apply Qle_shift_div_r; lra].
Qed.

Lemma abscissa_apart n i j : (i < j <= n)%nat -> 2 * eps n < abscissa a i - abscissa a j.
Proof.
  intros [Hij Hj]. induction Hij as [|j Hij IH]; [apply A1_gap; lia|].
  pose proof (A1_gap j n Hj). specialize (IH ltac:(lia)). pose proof (eps_pos n). lra.
Qed.

(** ** A1 *)

(** The label within eps(n) of the abscissa of x^k, whatever the other coordinates are. *)
Theorem A1_labels : forall n k p, (1 <= k <= n)%nat -> Qabs (first p - abscissa a k) <= eps n -> f a p = label k.
Proof.
  intros n k p H Hp. apply Qabs_Qle_condition in Hp.
  pose proof (A1_left k n ltac:(lia)). pose proof (A1_right k n H).
  apply f_on_level_sets; [lra|lia|lra|lra].
Qed.
End Inequalities.

Lemma distance_first u x v y : Qabs (u - v) <= distance (u :: x) (v :: y).
Proof. apply Q.le_max_l. Qed.

Lemma f_x_point d a n k : 1 # 2 <= a <= 1 -> (1 <= k <= n)%nat -> f a (x_point d a k) = label k.
Proof.
  intros Ha Hk. apply (A1_labels a Ha n); [exact Hk|]. change (first (x_point d a k)) with (abscissa a k).
  setoid_replace (abscissa a k - abscissa a k) with 0 by ring. apply Qlt_le_weak, eps_pos.
Qed.

Lemma label_range k : 0 <= label k <= 1.
Proof. unfold label. destruct (Nat.even k); lra. Qed.

(** f_a is constant on the closed balls of radius eps(n) about z^k, for any delta, and about x^k. *)
Theorem A1_closed_balls : forall d a delta n k p,
  (2 <= d)%nat -> 1 # 2 <= a <= 1 -> (1 <= k <= n)%nat -> length p = d ->
  distance p (z_point d a delta k) <= eps n \/ distance p (x_point d a k) <= eps n -> f a p = label k.
Proof.
  intros d a delta n k p Hd Ha Hk Hl Hp. apply (A1_labels a Ha n); [exact Hk|].
  destruct p as [|u p]; [simpl in Hl; lia|].
  destruct Hp as [Hp|Hp]; (eapply Qle_trans; [apply distance_first|exact Hp]).
Qed.

Lemma z_in_cube d a delta n k : (2 <= d)%nat -> 1 # 2 <= a <= 1 -> 0 < delta <= eps n -> (1 <= k <= n)%nat ->
  cube d (z_point d a delta k).
Proof.
  intros Hd Ha Hdelta Hk. split; [simpl; rewrite repeat_length; lia|].
  unfold z_point. rewrite (f_x_point d a n k Ha Hk). pose proof (label_range k). pose proof (eps_small n).
  repeat constructor; try nra.
  - apply Qlt_le_weak, abscissa_range, Ha.
  - pose proof (Qnat_ge_1 k ltac:(lia)). apply Qle_shift_div_r; lra.
  - apply Forall_forall. intros q Hq. apply repeat_spec in Hq. subst. lra.
Qed.

Theorem A1_well_separated : forall d a delta n, (2 <= d)%nat -> 1 # 2 <= a <= 1 -> 0 < delta <= eps n ->
  separated_stable d (f a) (eps n) (map (z_point d a delta) (seq 1 n)).
Proof.
  intros d a delta n Hd Ha Hdelta. split; [|split].
  - apply Forall_forall. intros x Hx. apply in_map_iff in Hx. destruct Hx as [k [<- Hk]]. apply in_seq in Hk.
    apply (z_in_cube d a delta n); auto; lia.
  - assert (G : forall m i, (1 <= i)%nat -> (i + m <= S n)%nat ->
      ForallOrdPairs (fun x y => 2 * eps n <= distance x y) (map (z_point d a delta) (seq i m))); [|apply G; lia].
    induction m as [|m IH]; intros i Hi Hm; simpl; constructor; [|apply IH; lia].
    apply Forall_forall. intros y Hy. apply in_map_iff in Hy. destruct Hy as [j [<- Hj]]. apply in_seq in Hj.
    eapply Qle_trans; [|apply distance_first]. pose proof (abscissa_apart a Ha n i j ltac:(lia)).
    pose proof (eps_pos n).
    rewrite Qabs_pos; lra.
  - intros x y Hx Hy Hxy. apply in_map_iff in Hx. destruct Hx as [k [<- Hk]]. apply in_seq in Hk.
    assert (D : forall x, distance x x == 0).
    { clear. induction x as [|u x IH]; cbn [distance]; [reflexivity|]. rewrite IH.
      setoid_replace (u - u) with 0 by ring. reflexivity. }
    rewrite (A1_closed_balls d a delta n k y), (A1_closed_balls d a delta n k (z_point d a delta k)); try lia; auto.
    + reflexivity.
    + simpl. rewrite repeat_length. lia.
    + left. rewrite D. apply Qlt_le_weak, eps_pos.
    + apply Hy.
    + left. apply Qlt_le_weak, Hxy.
Qed.
