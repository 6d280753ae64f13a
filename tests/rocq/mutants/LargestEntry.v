(** * C0 with entries of any sign: a minimiser at the entry of the first row with the largest absolute value

    Where T is the largest absolute value in the first row, in a column that is zero below, then c(T) e_j or - c(T)
    e_j is a minimiser, and every minimiser vanishes wherever the absolute value is smaller.  So some solution is at
    most c(alpha) long if some entry is alpha: what C1 says of inputs does not need that the further entries are
    small, or the lowered ones positive, where only the length of a solution matters. *)

From Coq Require Import ZArith QArith Qabs Lqa Lia PeanoNat.
From Barriers Require Import OrderedFields Archimedean Algorithms Computation Sums Optimisation Distances.
Open Scope field_scope.

Section Largest.
Context {K : ordered_field}.
Add Field K_f : (K_field K) (morphism (of_Q_morph K), constants [f_cst], setoid (K_setoid K) (K_ext K)).

(** v e_k *)
Definition unit (k : nat) (v : K) : nat -> K := fun l => v * (if (k =? l)%nat then 1 else 0).

Lemma entry_bound (T a x : K) : fabs a <= T -> a * x <= T * fabs x.
Proof. intros H. apply abs_le_condition in H. destruct (abs_spec x) as [[X E] | [X E]]; rewrite E; fnra. Qed.
Lemma row_bound N (A : nat -> nat -> K) T x : (forall j, (j < N)%nat -> fabs (A O j) <= T) ->
  times N A x O <= T * l1 N x.
Proof. intros row. unfold times, l1. rewrite <- sum_scale. apply sum_le. intros j Hj. apply entry_bound, row, Hj. Qed.

Section Corner.
Variables (m N : nat) (A : nat -> nat -> K) (T s : K) (k : nat) (p : program_over K).
Hypothesis row : forall j, (j < N)%nat -> fabs (A O j) <= T.
Hypothesis k_N : (k < N)%nat.
Hypothesis sign : s * s == 1.
Hypothesis at_k : A O k == s * T.
Hypothesis below : forall i, (i < m)%nat -> A (S i) k == 0.
Let c := coefficient p T.
Hypothesis c_nonneg : 0 <= c.
Hypothesis T_positive : 0 < T.
Hypothesis least : forall t size sq v, t <= T * size -> (t - 1) * (t - 1) <= sq -> at_most p size sq v -> best p T <= v.
Hypothesis there : at_most p c ((T * c - 1) * (T * c - 1)) (best p T).

Lemma sum_unit f v : sum N (fun l => f l * unit k v l) == f k * v.
Proof.
  rewrite <- (sum_pick N k (fun l => f l * v) k_N). apply sum_same. intros l _. unfold unit. ring.
Qed.
Lemma l1_unit : l1 N (unit k (s * c)) == c.
Proof.
  transitivity (sum N (fun l => c * (if (k =? l)%nat then 1 else 0))).
  - apply sum_same. intros l _. unfold unit. destruct (k =? l)%nat.
    + assert (S : s == 1 \/ s == - (1)).
      { assert (Z : (s - 1) * (s + 1) == 0) by (setoid_replace ((s - 1) * (s + 1)) with (s * s - 1) by ring;
          rewrite sign; ring).
        destruct (eq_dec s 1) as [| Ne]; [left; assumption | right].
        assert (s + 1 == 0); [| fra]. destruct (lt_le_dec s 1); apply le_antisym; apply le_not_lt; intros L; fnra. }
      destruct S as [-> | ->]; [rewrite abs_pos by fra | rewrite abs_neg by fra]; ring.
    + setoid_replace (s * c * 0) with (0 : K) by ring. rewrite abs_pos by fra. ring.
  - apply (sum_pick N k (fun _ => c) k_N).
Qed.
Lemma corner_objective : objective p (S m) N A e1 (unit k (s * c)) (best p T).
Proof.
  revert there. apply at_most_same; [symmetry; apply l1_unit | | apply le_refl].
  unfold square. rewrite sum_first, sum_zero.
  - unfold residual at 1 2. unfold times. rewrite sum_unit, at_k. simpl e1.
    assert (E : s * T * (s * c) == T * c) by (setoid_replace (s * T * (s * c)) with (s * s * (T * c)) by ring;
      rewrite sign; ring).
    rewrite E. ring.
  - intros i Hi. unfold residual, times. rewrite sum_unit, (below i Hi). simpl e1. ring.
Qed.
Theorem corner_minimises : minimiser p (S m) N A e1 (unit k (s * c)).
Proof.
  split; [exists (best p T); apply corner_objective |]. intros x v O.
  apply (least _ _ _ _ (row_bound N A T x row) (square_bound m N A x)) in O.
  revert O. intros L. pose proof corner_objective as B. revert B. apply at_most_same;
    [reflexivity | reflexivity | exact L].
Qed.

(** All minimisers. *)
Lemma minimiser_tight x : admitted p T -> minimiser p (S m) N A e1 x ->
  times N A x O == T * c /\ forall j, (j < N)%nat -> A O j * x j == T * fabs (x j).
Proof.
  intros Ad [_ Min]. specialize (Min _ _ corner_objective).
  destruct (scalar_bound p T _ _ _ _ Ad (row_bound N A T x row) (square_bound m N A x) Min) as [_ H].
  destruct H as [E L]; [apply le_refl |]. split; [exact E |]. intros j Hj.
  pose (gap := fun j => T * fabs (x j) + - (1) * (A O j * x j)).
  assert (P : forall j, (j < N)%nat -> 0 <= gap j) by (intros i Hi; unfold gap;
    pose proof (entry_bound T _ (x i) (row i Hi)); fra).
  assert (Z : sum N gap <= 0) by (unfold gap; rewrite sum_plus, !sum_scale; unfold times, l1 in L; fra).
  pose proof (sum_all_zero N gap P Z j Hj) as G. unfold gap in G. fra.
Qed.
Lemma minimiser_zero x j : admitted p T -> minimiser p (S m) N A e1 x -> (j < N)%nat -> fabs (A O j) < T -> x j == 0.
Proof.
  intros Ad Min Hj L. destruct (minimiser_tight x Ad Min) as [_ E]. specialize (E j Hj). apply abs_lt_condition in L.
  destruct (abs_spec (x j)) as [[X F] | [X F]]; rewrite F in E; apply le_antisym; try assumption; apply le_not_lt;
    intros C; fnra.
Qed.
(** Where it is the only entry that is as large, there is no other minimiser. *)
Lemma minimiser_alone x : admitted p T -> (forall j, (j < N)%nat -> j <> k -> fabs (A O j) < T) ->
  minimiser p (S m) N A e1 x -> equal N x (unit k (s * c)).
Proof.
  intros Ad Less Min.
  assert (Off : forall j, (j < N)%nat -> j <> k -> x j == 0) by
    (intros j Hj Ne; apply (minimiser_zero x j Ad Min Hj (Less j Hj Ne))).
  destruct (minimiser_tight x Ad Min) as [E _].
  assert (F : times N A x O == A O k * x k).
  { rewrite <- (sum_unit (A O) (x k)). apply sum_same. intros j Hj. unfold unit.
    destruct (Nat.eqb_spec k j) as [-> | Ne].
    - ring.
    - rewrite (Off j Hj (not_eq_sym Ne)). ring. }
  assert (X : x k == s * c).
  { apply (mult_cancel _ _ T T_positive). rewrite F, at_k in E.
    setoid_replace (T * (s * c)) with (s * (T * c)) by ring. rewrite <- E.
    setoid_replace (s * (s * T * x k)) with (s * s * (T * x k)) by ring. rewrite sign. ring. }
  intros j Hj. unfold unit. destruct (Nat.eqb_spec k j) as [<- | Ne]; [rewrite X; ring |].
  rewrite (Off j Hj (not_eq_sym Ne)). ring.
Qed.
End Corner.

(** Where lambda of P3 is too large for all entries, 0 is a minimiser, and the only one if it is larger than they. *)
Section Zero.
Variables (m N : nat) (A : nat -> nat -> K) (T lambda : K).
Hypothesis row : forall j, (j < N)%nat -> fabs (A O j) <= T.

Lemma zero_bound x v : 0 <= T -> objective (P3 lambda) (S m) N A e1 x v -> 1 + (lambda - T) * l1 N x <= v.
Proof.
  intros P (s & S & Q & L). pose proof (square_bound m N A x) as B. pose proof (row_bound N A T x row) as R.
  fold (l1 N x) in *.
  set (t := times N A x O) in *. set (size := l1 N x) in *.
  destruct (square_le (t - 1) s S) as [C _]; fra.
Qed.
Lemma l1_nonneg (x : nat -> K) : 0 <= l1 N x.
Proof.
  unfold l1. rewrite <- (sum_zero N (fun _ => 0 : K)) by reflexivity. apply sum_le. intros. apply abs_nonneg.
Qed.
Lemma zero_objective (x : nat -> K) : (forall j, (j < N)%nat -> x j == 0) -> objective (P3 lambda) (S m) N A e1 x 1.
Proof.
  intros X. exists 1. assert (E : l1 N x == 0).
  { apply sum_zero. intros j Hj. rewrite (X j Hj). apply abs_pos. fra. }
  assert (F : square (S m) (residual N A e1 x) == 1).
  { assert (R : forall i, times N A x i == 0) by (intros i; apply sum_zero; intros j Hj; rewrite (X j Hj); ring).
    unfold square. rewrite sum_first, sum_zero.
    - unfold residual. rewrite R. simpl e1. ring.
    - intros i _. unfold residual. rewrite R. simpl e1. ring. }
  rewrite E, F. split; [fra | split; fra].
Qed.
Theorem zero_minimises x : 0 <= T <= lambda -> (forall j, (j < N)%nat -> x j == 0) ->
  minimiser (P3 lambda) (S m) N A e1 x.
Proof.
  intros [P L] X. pose proof (zero_objective x X) as O. split; [exists 1; exact O |]. intros x' v O'.
  apply zero_bound in O'; [| exact P]. pose proof (l1_nonneg x').
  assert (0 <= (lambda - T) * l1 N x') by (apply mult_le_0_compat; fra).
  revert O. apply at_most_same; [reflexivity | reflexivity | fra].
Qed.
Theorem zero_alone x : 0 <= T < lambda -> minimiser (P3 lambda) (S m) N A e1 x -> forall j, (j < N)%nat -> x j == 0.
Proof.
  intros [P L] [_ Min] j Hj. specialize (Min (fun _ => 0) 1 (zero_objective (fun _ => 0) ltac:(reflexivity))).
  apply zero_bound in Min; [| exact P]. pose proof (l1_nonneg x) as Z.
  assert (Y : l1 N x <= 0) by (apply le_not_lt; intros C;
    assert (0 < (lambda - T) * l1 N x) by (apply mult_lt_0_compat; fra); fra).
  pose proof (sum_all_zero N (fun i => fabs (x i)) (fun i _ => abs_nonneg (x i)) Y j Hj) as E. cbv beta in E.
  apply abs_zero. fra.
Qed.
End Zero.

(** For admitted entries; for P2 as long as c(T) is not negative. *)
Lemma coefficient_nonneg (p : program_over K) T : admitted p T -> 0 <= coefficient p T.
Proof.
  intros Ad. pose proof (admitted_positive p T Ad) as P. pose proof (coefficient_times p T P) as E.
  assert (I : 0 < / T) by (apply inv_positive, P). assert (Ki : T * / T == 1) by (apply mult_inv_r; fra).
  apply (mult_le_cancel _ _ T P). rewrite E. destruct p; simpl in *; fnra.
Qed.
Lemma coefficient_decreases (p : program_over K) a T : admitted p a -> a <= T -> coefficient p T <= coefficient p a.
Proof.
  intros Ad L. pose proof (admitted_positive p a Ad) as P. assert (P' : 0 < T) by fra.
  assert (I : 0 < / a) by (apply inv_positive, P). assert (Ki : a * / a == 1) by (apply mult_inv_r; fra).
  assert (I' : 0 < / T) by (apply inv_positive, P'). assert (Ki' : T * / T == 1) by (apply mult_inv_r; fra).
  assert (D : / T <= / a).
  { apply (mult_le_cancel _ _ a P). rewrite Ki. rewrite <- Ki'. rewrite !(mult_commutes _ (/ T)). apply mult_le_left;
      assumption. }
  destruct p as [eta | lambda | lambda]; simpl in *.
  - unfold fdiv. destruct Ad as (E0 & E1 & _). fnra.
  - assert (F : forall z : K, 0 < z -> ($2 * z - lambda) / ($2 * z * z) == / z - $(1 # 2) * lambda * (/ z * / z))
      by (intros z Z; field; fra).
    rewrite (F a P), (F T P'). destruct Ad as [L0 L1].
    assert (lambda * / a < 1) by (rewrite <- Ki; rewrite !(mult_commutes _ (/ a)); fnra).
    assert (lambda * / T <= lambda * / a) by (apply mult_le_left; assumption).
    set (u := / a) in *. set (v := / T) in *.
    assert (0 <= (u - v) * (1 - $(1 # 2) * (lambda * u) - $(1 # 2) * (lambda * v))) by (apply mult_le_0_compat; fra).
    fra.
  - unfold fdiv. fra.
Qed.
Lemma admitted_above (p : program_over K) a T : admitted p a -> a <= T -> admitted p T.
Proof. intros Ad L. destruct p; simpl in *; fra. Qed.

Lemma least_admitted (p : program_over K) T : admitted p T ->
  forall t size sq v, t <= T * size -> (t - 1) * (t - 1) <= sq -> at_most p size sq v -> best p T <= v.
Proof. intros Ad t size sq v L Q O. apply (scalar_bound p T t size sq v Ad L Q O). Qed.

(** With what is admitted. *)
Theorem largest_minimises (p : program_over K) m N (A : nat -> nat -> K) T s k : admitted p T ->
  (forall j, (j < N)%nat -> fabs (A O j) <= T) -> (k < N)%nat -> s * s == 1 -> A O k == s * T ->
  (forall i, (i < m)%nat -> A (S i) k == 0) ->
  minimiser p (S m) N A e1 (unit k (s * coefficient p T)) /\
  ((forall j, (j < N)%nat -> j <> k -> fabs (A O j) < T) ->
   forall x, minimiser p (S m) N A e1 x -> equal N x (unit k (s * coefficient p T))).
Proof.
  intros Ad row Hk S at_k below. pose proof (admitted_positive p T Ad) as P.
  pose proof (coefficient_nonneg p T Ad) as C.
  pose proof (least_admitted p T Ad) as Least. pose proof (scalar_best p T Ad) as There. split.
  - apply (corner_minimises m N A T s k p); assumption.
  - intros Less x. apply (minimiser_alone m N A T s k p); assumption.
Qed.

(** The largest of finitely many. *)
Lemma largest N (f : nat -> K) j : (j < N)%nat -> exists k, (k < N)%nat /\ forall i, (i < N)%nat -> f i <= f k.
Proof.
  revert j. induction N as [| N IH]; intros j H; [lia |].
  destruct N as [| N]; [exists O; split; [lia |]; intros i Hi; replace i with O by lia; apply le_refl |].
  destruct (IH O ltac:(lia)) as (k & Hk & L). destruct (lt_le_dec (f k) (f (S N))) as [G | G].
  - exists (S N). split; [lia |]. intros i Hi. destruct (Nat.eq_dec i (S N)) as [-> | Ne]; [apply le_refl |].
    specialize (L i ltac:(lia)). fra.
  - exists k. split; [lia |]. intros i Hi. destruct (Nat.eq_dec i (S N)) as [-> | Ne]; [exact G |]. apply L. lia.
Qed.

Lemma signed (a : K) : exists s, s * s == 1 /\ a == s * fabs a.
Proof.
  destruct (abs_spec a) as [[X E] | [X E]]; [exists 1 | exists (- (1))]; split; try ring; rewrite E; ring.
Qed.

Lemma column_below (alpha beta : K) b g m k i : (i < m)%nat ->
  ~ family_matrix alpha beta b g (S m) O k == 0 -> family_matrix alpha beta b g (S m) (S i) k == 0.
Proof.
  intros Hi. destruct k as [| [| k]]; cbn [family_matrix]; intros H.
  - destruct (Nat.eqb_spec 0 (S i + 1)); [lia | reflexivity].
  - destruct (Nat.eqb_spec 1 (S i + 1)); [lia | reflexivity].
  - destruct (Nat.leb_spec (S (S k)) (S m)); [exfalso; apply H; reflexivity |].
    destruct (Nat.eqb_spec (S (S k)) (S i + 1)); [lia | reflexivity].
Qed.

(** Whatever the signs, some minimiser has one entry alone, and is at most c(a) long if some entry is a at least. *)
Theorem short_minimiser (p : program_over K) alpha beta b g m N j a : (j < S (S N))%nat ->
  admitted p a -> a <= fabs (family_matrix alpha beta b g (S m) O j) ->
  exists k v, (k < S (S N))%nat /\ minimiser p (S m) (S (S N)) (family_matrix alpha beta b g (S m)) e1 (unit k v) /\
    fabs v <= coefficient p a.
Proof.
  intros Hj Ad L. set (A := family_matrix alpha beta b g (S m)) in *.
  destruct (largest (S (S N)) (fun i => fabs (A O i)) j Hj) as (k & Hk & Max). set (T := fabs (A O k)) in *.
  pose proof (Max j Hj) as LT. assert (AT : a <= T) by fra. pose proof (admitted_above p a T Ad AT) as AdT.
  pose proof (admitted_positive p T AdT) as P. pose proof (coefficient_nonneg p T AdT) as C.
  destruct (signed (A O k)) as (s & S1 & S2). exists k, (s * coefficient p T). split; [exact Hk |]. split.
  - apply (corner_minimises m (S (S N)) A T s k p Max Hk S1 S2);
      [| exact C | exact P | apply (least_admitted p T AdT) |].
    + intros i Hi. apply column_below; [exact Hi |]. fold A. intros Z. unfold T in P. rewrite Z in P.
      destruct (abs_spec (0 : K)) as [[_ E] | [_ E]]; rewrite E in P; fra.
    + apply (scalar_best p T AdT).
  - rewrite abs_mult, (abs_pos (coefficient p T)) by exact C. pose proof (coefficient_decreases p a T Ad AT).
    assert (S : fabs s == 1).
    { assert (F : fabs s * fabs s == 1) by (rewrite <- abs_mult, S1; apply abs_pos; fra). pose proof (abs_nonneg s).
      apply le_antisym; apply le_not_lt; intros D; fnra. }
    rewrite S. fra.
Qed.
End Largest.
