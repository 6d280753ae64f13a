(** * The classification functions f_a, the training sets, and A1: they are well separated

    f_a(x) = ceil(a / x_1) mod 2 for x_1 > 0, and 0 for x_1 = 0: the label is (k+1) mod 2 where
    a/(k+1) <= x_1 < a/k.  With eps(n) = 1/((4n+3)(2n+2)), x^k = (a/(k+3/4), 0, ..., 0) and
    z^k = x^k + delta f_a(x^k) e_2, k = 1..n:

    A1.  For 0 < delta <= eps(n) the set {z^1, ..., z^n} is in S^{f_a}_{eps(n)}, and f_a is constant on the closed
    max-norm ball of radius eps(n) about each z^k and each x^k.

    Idea.  f_a looks at x_1 alone.  From a/(k+3/4) it is at least eps(n) to the left end of the level set, which
    belongs to it, and more than eps(n) to the right end; neighbouring points are more than 2 eps(n) apart. *)

From Coq Require Import ZArith QArith List Lia Setoid.
From Barriers Require Import OrderedFields Archimedean Networks.
Import ListNotations.
Open Scope field_scope.

Section Classification.
Context {K : archimedean_field}.
Local Notation vector := (vector K).
Local Notation "0" := (@fzero K) : field_scope.
Local Notation "1" := (@fone K) : field_scope.
Add Field K_f : (K_field K) (morphism (of_Q_morph K), constants [f_cst], setoid (K_setoid K) (K_ext K)).

(** ** Objects *)

Definition Qnat (k : nat) : K := of_Z (Z.of_nat k).

Definition first (x : vector) : K := nth 0 x 0.

Definition f (a : K) (x : vector) : K :=
  if le_bool (first x) 0 then 0 else of_Z (ceiling (a / first x) mod 2).

(** (k+1) mod 2 *)
Definition label (k : nat) : K := if Nat.even k then 1 else 0.

(** The distance of two vectors of the same length in the max norm. *)
Fixpoint distance (x y : vector) : K :=
  match x, y with
  | a :: x', b :: y' => fmax (fabs (a - b)) (distance x' y')
  | _, _ => 0
  end.

Definition cube (d : nat) (x : vector) : Prop := length x = d /\ Forall (fun q => 0 <= q <= 1) x.

(** S^f_eps, sets being lists whose members are at mutual distance >= 2 eps. *)
Definition separated_stable (d : nat) (h : vector -> K) (eps : K) (T : list vector) : Prop :=
  Forall (cube d) T /\ ForallOrdPairs (fun x y => $2 * eps <= distance x y) T /\
  forall x y, In x T -> cube d y -> distance y x < eps -> h y == h x.

Definition eps (n : nat) : K := 1 / (($4 * Qnat n + $3) * ($2 * Qnat n + $2)).
Definition abscissa (a : K) (k : nat) : K := a / (Qnat k + $(3 # 4)).

(** x^k and z^k in dimension d >= 2 *)
Definition x_point (d : nat) (a : K) (k : nat) : vector := abscissa a k :: 0 :: repeat 0 (d - 2).
Definition z_point (d : nat) (a delta : K) (k : nat) : vector :=
  abscissa a k :: delta * f a (x_point d a k) :: repeat 0 (d - 2).

(** ** f_a on its level sets *)

Lemma Qnat_S k : Qnat (S k) == Qnat k + 1.
Proof. unfold Qnat. rewrite Nat2Z.inj_succ, <- Z.add_1_r, of_Z_plus. reflexivity. Qed.

Lemma Qnat_le i j : (i <= j)%nat -> Qnat i <= Qnat j.
Proof. intros H. unfold Qnat. apply of_Z_le. lia. Qed.

Lemma Qnat_pos k : 0 <= Qnat k.
Proof. apply (Qnat_le 0). lia. Qed.

Lemma Qnat_ge_1 k : (1 <= k)%nat -> 1 <= Qnat k.
Proof. apply (Qnat_le 1). Qed.

Lemma label_mod k : label k = of_Z ((Z.of_nat k + 1) mod 2).
Proof.
  rewrite Zmod_odd, Z.add_1_r, Z.odd_succ. unfold label.
  assert (E : Z.even (Z.of_nat k) = Nat.even k); [|rewrite E; destruct (Nat.even k); reflexivity].
  induction k as [|k IH]; [reflexivity|].
  rewrite Nat2Z.inj_succ, Z.even_succ, <- Z.negb_even, IH, Nat.even_succ, <- Nat.negb_even. reflexivity.
Qed.

(** Without quotients by 0: the label is (k+1) mod 2 where k x_1 < a <= (k+1) x_1. *)
Lemma f_label a x k : 0 < first x -> Qnat k * first x < a -> a <= (Qnat k + 1) * first x -> f a x = label k.
Proof.
  intros Hx L U. unfold f. destruct (le_bool (first x) 0) eqn:E; [apply le_bool_iff in E; fra|].
  rewrite (ceiling_unique _ (Z.of_nat k)); [symmetry; apply label_mod| |].
  - apply lt_shift_div_l; assumption.
  - rewrite of_Z_plus. apply le_shift_div_r; assumption.
Qed.

Theorem f_on_level_sets : forall a x k, 0 < a -> (1 <= k)%nat ->
  a / (Qnat k + 1) <= first x -> first x < a / Qnat k -> f a x = label k.
Proof.
  intros a x k Ha Hk L U. pose proof (Qnat_ge_1 k Hk) as K0.
  assert (E1 : a == (a / (Qnat k + 1)) * (Qnat k + 1)) by (field; fra).
  assert (E2 : a == (a / Qnat k) * Qnat k) by (field; fra).
  assert (0 < a / (Qnat k + 1)) by (apply lt_shift_div_l; fra).
  generalize dependent (a / Qnat k). generalize dependent (a / (Qnat k + 1)). intros q. intros. apply f_label; fnra.
Qed.

(** k = 0: to the right of a the label is 1. *)
Lemma f_beyond a x : 0 < a -> a <= first x -> f a x = label 0.
Proof. intros Ha H. apply f_label; change (Qnat 0) with (0 : K); fra. Qed.

Lemma f_at_zero a x : first x == 0 -> f a x = 0.
Proof.
  intros H. unfold f. destruct (le_bool (first x) 0) eqn:E; [reflexivity|]. apply Bool.not_true_iff_false in E. exfalso.
  apply E, le_bool_iff. fra.
Qed.

Lemma f_proper a x y : first x == first y -> f a x = f a y.
Proof.
  intros E. unfold f. assert (C : ceiling (a / first x) = ceiling (a / first y)) by (rewrite E; reflexivity).
  rewrite C, E. reflexivity.
Qed.

(** ** The inequalities of A1 *)

Lemma eps_pos n : 0 < eps n.
Proof. pose proof (Qnat_pos n). apply lt_shift_div_l; fnra. Qed.

Lemma eps_small n : eps n <= $(1 # 6).
Proof. pose proof (Qnat_pos n). apply le_shift_div_r; fnra. Qed.

Section Inequalities.
Variable a : K.
Hypothesis a_range : $(1 # 2) <= a <= 1.

Lemma A1_left k n : (k <= n)%nat -> eps n <= abscissa a k - a / (Qnat k + 1).
Proof.
  intros H. pose proof (Qnat_pos k). pose proof (Qnat_le k n H). unfold abscissa, eps.
  setoid_replace (a / (Qnat k + $(3 # 4)) - a / (Qnat k + 1)) with (a / (($4 * Qnat k + $3) * (Qnat k + 1))) by
    (field; fra).
  apply fractions_le; fnra.
Qed.

Lemma A1_right k n : (1 <= k <= n)%nat -> eps n < a / Qnat k - abscissa a k.
Proof.
  intros H. pose proof (Qnat_ge_1 k ltac:(lia)). pose proof (Qnat_le k n ltac:(lia)). unfold abscissa, eps.
  setoid_replace (a / Qnat k - a / (Qnat k + $(3 # 4))) with (($3 * a) / (Qnat k * ($4 * Qnat k + $3))) by (field; fra).
  apply fractions_lt; fnra.
Qed.

Lemma A1_gap k n : (S k <= n)%nat -> $2 * eps n < abscissa a k - abscissa a (S k).
Proof.
  intros H. pose proof (Qnat_pos k). pose proof (Qnat_le (S k) n H) as Hn. rewrite Qnat_S in Hn. unfold abscissa, eps.
  rewrite Qnat_S.
  setoid_replace (a / (Qnat k + $(3 # 4)) - a / (Qnat k + 1 + $(3 # 4)))
    with (($16 * a) / (($4 * Qnat k + $3) * ($4 * Qnat k + $7))) by (field; fra).
  setoid_replace ($2 * (1 / (($4 * Qnat n + $3) * ($2 * Qnat n + $2))))
    with (1 / (($4 * Qnat n + $3) * (Qnat n + 1))) by
    (field; fra).
  apply fractions_lt; fnra.
Qed.

Lemma abscissa_range k : 0 < abscissa a k <= $(4 # 3).
Proof.
  pose proof (Qnat_pos k). unfold abscissa. split; [apply lt_shift_div_l; fra|apply le_shift_div_r; fra].
Qed.

Lemma abscissa_apart n i j : (i < j <= n)%nat -> $2 * eps n < abscissa a i - abscissa a j.
Proof.
  intros [Hij Hj]. induction Hij as [|j Hij IH]; [apply A1_gap; lia|].
  pose proof (A1_gap j n Hj). specialize (IH ltac:(lia)). pose proof (eps_pos n). fra.
Qed.

(** ** A1 *)

(** The label within eps(n) of the abscissa of x^k, whatever the other coordinates are. *)
Theorem A1_labels : forall n k p, (1 <= k <= n)%nat -> fabs (first p - abscissa a k) <= eps n -> f a p = label k.
Proof.
  intros n k p H Hp. apply abs_le_condition in Hp.
  pose proof (A1_left k n ltac:(lia)). pose proof (A1_right k n H).
  apply f_on_level_sets; [fra|lia|fra|fra].
Qed.
End Inequalities.

(** At a = 1/2 no larger radius would do: the ball about x^n ends where the next level set begins. *)
Lemma A1_sharp n x : $(1 # 2) / (Qnat n + $2) <= first x -> first x < abscissa $(1 # 2) n - eps n ->
  f $(1 # 2) x = label (S n).
Proof.
  intros L U. pose proof (Qnat_pos n). pose proof (Qnat_S n) as E.
  assert (D : abscissa $(1 # 2) n - eps n == $(1 # 2) / Qnat (S n)) by (rewrite E; unfold abscissa, eps; field; fra).
  apply f_on_level_sets; [fra|lia| |fra].
  setoid_replace (Qnat (S n) + 1) with (Qnat n + $2) by (rewrite E; fra). exact L.
Qed.

Lemma distance_first u x v y : fabs (u - v) <= distance (u :: x) (v :: y).
Proof. apply le_max_l. Qed.

Lemma f_x_point d a n k : $(1 # 2) <= a <= 1 -> (1 <= k <= n)%nat -> f a (x_point d a k) = label k.
Proof.
  intros Ha Hk. apply (A1_labels a Ha n); [exact Hk|]. change (first (x_point d a k)) with (abscissa a k).
  setoid_replace (abscissa a k - abscissa a k) with 0 by ring. rewrite abs_pos by fra. apply lt_le, eps_pos.
Qed.

Lemma label_range k : 0 <= label k <= 1.
Proof. unfold label. destruct (Nat.even k); fra. Qed.

(** f_a is constant on the closed balls of radius eps(n) about z^k, for any delta, and about x^k. *)
Theorem A1_closed_balls : forall d a delta n k p,
  (2 <= d)%nat -> $(1 # 2) <= a <= 1 -> (1 <= k <= n)%nat -> length p = d ->
  distance p (z_point d a delta k) <= eps n \/ distance p (x_point d a k) <= eps n -> f a p = label k.
Proof.
  intros d a delta n k p Hd Ha Hk Hl Hp. apply (A1_labels a Ha n); [exact Hk|].
  destruct p as [|u p]; [simpl in Hl; lia|].
  destruct Hp as [Hp|Hp]; (eapply le_trans; [apply distance_first|exact Hp]).
Qed.

Lemma z_in_cube d a delta n k : (2 <= d)%nat -> $(1 # 2) <= a <= 1 -> 0 < delta <= eps n -> (1 <= k <= n)%nat ->
  cube d (z_point d a delta k).
Proof.
  intros Hd Ha Hdelta Hk. split; [simpl; rewrite repeat_length; lia|].
  unfold z_point. rewrite (f_x_point d a n k Ha Hk). pose proof (label_range k). pose proof (eps_small n).
  repeat constructor; try fnra.
  - apply lt_le, abscissa_range, Ha.
  - pose proof (Qnat_ge_1 k ltac:(lia)). apply le_shift_div_r; fra.
  - apply Forall_forall. intros q Hq. apply repeat_spec in Hq. subst. fra.
Qed.

Theorem A1_well_separated : forall d a delta n, (2 <= d)%nat -> $(1 # 2) <= a <= 1 -> 0 < delta <= eps n ->
  separated_stable d (f a) (eps n) (map (z_point d a delta) (seq 1 n)).
Proof.
  intros d a delta n Hd Ha Hdelta. split; [|split].
  - apply Forall_forall. intros x Hx. apply in_map_iff in Hx. destruct Hx as [k [<- Hk]]. apply in_seq in Hk.
    apply (z_in_cube d a delta n); auto; lia.
  - assert (G : forall m i, (1 <= i)%nat -> (i + m <= S n)%nat ->
      ForallOrdPairs (fun x y => $2 * eps n <= distance x y) (map (z_point d a delta) (seq i m))); [|apply G; lia].
    induction m as [|m IH]; intros i Hi Hm; simpl; constructor; [|apply IH; lia].
    apply Forall_forall. intros y Hy. apply in_map_iff in Hy. destruct Hy as [j [<- Hj]]. apply in_seq in Hj.
    eapply le_trans; [|apply distance_first]. pose proof (abscissa_apart a Ha n i j ltac:(lia)).
    pose proof (eps_pos n).
    rewrite abs_pos; fra.
  - intros x y Hx Hy Hxy. apply in_map_iff in Hx. destruct Hx as [k [<- Hk]]. apply in_seq in Hk.
    assert (D : forall x, distance x x == 0).
    { clear. induction x as [|u x IH]; cbn [distance]; [reflexivity|]. rewrite IH.
      setoid_replace (u - u) with 0 by ring. rewrite abs_pos by fra. apply max_l. fra. }
    rewrite (A1_closed_balls d a delta n k y), (A1_closed_balls d a delta n k (z_point d a delta k)); try lia; auto.
    + reflexivity.
    + simpl. rewrite repeat_length. lia.
    + left. rewrite D. apply lt_le, eps_pos.
    + apply Hy.
    + left. apply lt_le, Hxy.
Qed.
End Classification.
