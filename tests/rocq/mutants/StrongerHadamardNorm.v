(** * Mutants of the norm of E3's matrix [I | 2^-k H] that hold

    |Ax|^2 <= 2 |x|^2 stays true with fewer rows or columns, and of the inner product of Ax with A'x, where A' is
    [I | 0] or has smaller entries.  Equality is attained at several x, so that it survives changes of what x does
    not use. *)

From Coq Require Import ZArith QArith Lia PeanoNat List Setoid Morphisms Permutation.
From Barriers Require Import OrderedFields LinearSystems Lengths Recovery Isometries Hadamard.
From Mutants Require Import Verdicts StrongerHadamard.
Import ListNotations.
Open Scope field_scope.

Section Sums.
Context {K : ordered_field}.
Add Field K_f : (K_field K) (morphism (of_Q_morph K), constants [f_cst], setoid (K_setoid K) (K_ext K)).

Lemma over_seq n p (f : nat -> K) : over (below (n + p)) f == over (below n) f + over (below p)
  (fun i => f (n + i)%nat).
Proof.
  unfold below. rewrite seq_app, over_app. simpl. pose proof (over_shift f n p 0) as E. rewrite Nat.add_0_r in E.
  rewrite E. reflexivity.
Qed.

Lemma fewer_terms n p (f : nat -> K) : (n <= p)%nat -> (forall i, 0 <= f i) -> over (below n) f <= over (below p) f.
Proof.
  intros L P. replace p with (n + (p - n))%nat by lia. rewrite over_seq.
  assert (0 <= over (below (p - n)) (fun i => f (n + i)%nat)) by (apply over_nonneg; auto). fra.
Qed.

Lemma fewer_squares n p (x : nat -> K) : (n <= p)%nat -> dot (below n) x x <= dot (below p) x x.
Proof. intros L. apply fewer_terms; [exact L |]. intros. apply square_nonneg. Qed.

(** 2 <u, v> <= |u|^2 + |v|^2 *)
Lemma inner_at_most S (u v : nat -> K) : $2 * dot S u v <= dot S u u + dot S v v.
Proof.
  unfold dot. rewrite <- over_scale, <- over_plus. apply over_le. intros i _. pose proof (square_nonneg (u i - v i)).
  fra.
Qed.

(** The square of a sum with one index. *)
Lemma dot_unit n (l : nat) : (l < n)%nat -> dot (below n) (fun i => unit_entry i l) (fun i => unit_entry (K := K) i l)
  == 1.
Proof.
  intros L. unfold dot. rewrite (over_same _ _ (fun i => unit_entry l i * unit_entry i l)).
  - rewrite over_pick by (apply below_distinct || apply in_below; assumption). unfold unit_entry.
  rewrite Nat.eqb_refl. reflexivity.
  - intros i _. unfold unit_entry. rewrite (Nat.eqb_sym i l). reflexivity.
Qed.
End Sums.

Section Norm.
Context {K : ordered_field}.
Add Field K_f2 : (K_field K) (morphism (of_Q_morph K), constants [f_cst], setoid (K_setoid K) (K_ext K)).
Variable k : nat.
Let n := (2 * k)%nat.
Let m := (2 ^ n)%nat.
Let h : K := / number (2 ^ k).
Let A := two_bases m n h.

Lemma m_positive : (1 <= m)%nat.
Proof. apply at_least_1. lia. Qed.

Lemma norm x : dot (below m) (image (2 * m) A x) (image (2 * m) A x) <= $2 * dot (below (2 * m)) x x.
Proof. apply E3_norm. Qed.

(** ** At most *)

Lemma fewer_rows M x : (M <= m)%nat ->
  dot (below M) (image (2 * m) A x) (image (2 * m) A x) <= $2 * dot (below (2 * m)) x x.
Proof. intros L. pose proof (norm x). pose proof (fewer_squares M m (image (2 * m) A x) L). fra. Qed.

Lemma longer N x : (2 * m <= N)%nat -> dot (below m) (image (2 * m) A x) (image (2 * m) A x) <= $2 * dot (below N) x x.
Proof. intros L. pose proof (norm x). pose proof (fewer_squares (2 * m) N x L). fra. Qed.

Lemma three x : dot (below m) (image (2 * m) A x) (image (2 * m) A x) <= $3 * dot (below (2 * m)) x x.
Proof. pose proof (norm x). pose proof (dot_nonneg (below (2 * m)) x). fra. Qed.

(** Both vectors are short enough. *)
Lemma inner (u : nat -> K) x : dot (below m) u u <= $2 * dot (below (2 * m)) x x ->
  dot (below m) u (image (2 * m) A x) <= $2 * dot (below (2 * m)) x x /\
  dot (below m) (image (2 * m) A x) u <= $2 * dot (below (2 * m)) x x.
Proof.
  intros U. pose proof (norm x). pose proof (inner_at_most (below m) u (image (2 * m) A x)).
  pose proof (inner_at_most (below m) (image (2 * m) A x) u). split; fra.
Qed.

(** Fewer columns: the other entries of x are 0. *)
Lemma image_fewer N x : (N <= 2 * m)%nat ->
  dot (below m) (image N A x) (image N A x) <= $2 * dot (below (2 * m)) x x.
Proof.
  intros L. set (y := fun j => if (j <? N)%nat then x j else 0).
  assert (E : forall i, image N A x i == image (2 * m) A y i).
  { intros i. unfold image. replace (2 * m)%nat with (N + (2 * m - N))%nat by lia. rewrite over_seq.
    rewrite (over_zero (below (2 * m - N))).
    - transitivity (over (below N) (fun j => A i j * y j)); [| ring]. apply over_same. intros j Hj.
    apply in_below in Hj.
      unfold y. destruct (Nat.ltb_spec j N); [reflexivity | lia].
    - intros j _. unfold y. destruct (Nat.ltb_spec (N + j) N); [lia | ring]. }
  assert (D : dot (below m) (image N A x) (image N A x) == dot (below m) (image (2 * m) A y) (image (2 * m) A y)).
  { unfold dot. apply over_same. intros i _. rewrite E. reflexivity. }
  assert (Y : dot (below (2 * m)) y y <= dot (below (2 * m)) x x).
  { apply over_le. intros j _. pose proof (square_nonneg (x j)). unfold y. destruct (j <? N)%nat; fra. }
  rewrite D. pose proof (norm y). fra.
Qed.

(** [I | 0] *)
Lemma first_half (x : nat -> K) : dot (below m) x x <= $2 * dot (below (2 * m)) x x.
Proof.
  pose proof (fewer_squares m (2 * m) x ltac:(lia)). pose proof (dot_nonneg (below (2 * m)) x). fra.
Qed.

Lemma image_unit M x : M = m \/ (2 * m <= M)%nat ->
  dot (below m) (image (2 * m) (two_bases M n h) x) (image (2 * m) (two_bases M n h) x) <= $2 * dot (below (2 * m)) x x.
Proof.
  intros [-> | L]; [apply norm |].
  assert (D : dot (below m) (image (2 * m) (two_bases M n h) x) (image (2 * m) (two_bases M n h) x) == dot (below m)
    x x).
  { assert (E : forall i, In i (below m) -> image (2 * m) (two_bases M n h) x i == x i).
    { intros i Hi. apply in_below in Hi. unfold image. rewrite (over_same _ _ (fun j => unit_entry (K := K) i j * x j)).
      - apply over_pick; [apply below_distinct | apply in_below; lia].
      - intros j Hj. apply in_below in Hj. unfold two_bases. destruct (Nat.ltb_spec j M); [reflexivity | lia]. }
    unfold dot. apply over_same. intros i Hi. rewrite (E i Hi). reflexivity. }
  rewrite D. apply first_half.
Qed.

(** H by a larger name. *)
Lemma image_named x i : image (2 * m) (two_bases m (3 * k) h) x i == image (2 * m) A x i.
Proof.
  unfold image. apply over_same. intros j Hj. apply in_below in Hj.
  apply fmul_proper; [exact (larger k h i j Hj) | reflexivity].
Qed.

(** ** x by its two halves: a, and y *)

Definition halves (a y : nat -> K) (j : nat) : K := if (j <? m)%nat then a j else y (j - m)%nat.

Lemma over_halves (f : nat -> K) :
  over (below (2 * m)) f == over (below m) f + over (below m) (fun j => f (m + j)%nat).
Proof. replace (2 * m)%nat with (m + m)%nat by lia. apply over_seq. Qed.

Lemma dot_halves a y : dot (below (2 * m)) (halves a y) (halves a y) == dot (below m) a a + dot (below m) y y.
Proof.
  unfold dot. rewrite over_halves. apply fadd_proper; apply over_same; intros j Hj; apply in_below in Hj; unfold halves.
  - destruct (Nat.ltb_spec j m); [reflexivity | lia].
  - destruct (Nat.ltb_spec (m + j) m); [lia |]. replace (m + j - m)%nat with j by lia. reflexivity.
Qed.

Lemma dot_first a y N : (N <= m)%nat -> dot (below N) (halves a y) (halves a y) == dot (below N) a a.
Proof.
  intros L. unfold dot. apply over_same. intros j Hj. apply in_below in Hj. unfold halves.
  destruct (Nat.ltb_spec j m); [reflexivity | lia].
Qed.

Lemma image_halves p (c : K) a y i : image (2 * m) (two_bases m p c) (halves a y) i ==
  (if (i <? m)%nat then a i else 0) + c * over (below m) (fun j => hadamard p i j * y j).
Proof.
  unfold image. rewrite over_halves. apply fadd_proper.
  - destruct (Nat.ltb_spec i m) as [L | L].
    + rewrite (over_same _ _ (fun j => unit_entry (K := K) i j * a j)).
      * rewrite over_pick by (apply below_distinct || apply in_below; assumption). reflexivity.
      * intros j Hj. apply in_below in Hj. unfold two_bases, halves. destruct (Nat.ltb_spec j m); [reflexivity | lia].
    + apply over_zero. intros j Hj. apply in_below in Hj. unfold two_bases, unit_entry.
    destruct (Nat.ltb_spec j m); [| lia].
      destruct (Nat.eqb_spec i j); [lia | ring].
  - rewrite <- over_scale. apply over_same. intros j Hj. apply in_below in Hj. unfold two_bases, halves.
    destruct (Nat.ltb_spec (m + j) m); [lia |]. replace (m + j - m)%nat with j by lia. ring.
Qed.

(** H repeats itself below, and y = 2^-k times a column of H becomes a unit vector. *)
Lemma repeats p : forall q i j, hadamard (K := K) p (i + 2 ^ p * q) j == hadamard p i j.
Proof.
  induction p as [| p IH]; intros q i j; [reflexivity |]. cbn [hadamard].
  replace (2 ^ S p * q)%nat with (2 * (2 ^ p * q))%nat by (simpl; lia).
  rewrite Nat.odd_add_mul_2. replace (Nat.div2 (i + 2 * (2 ^ p * q)))%nat with (Nat.div2 i + 2 ^ p * q)%nat.
  - rewrite IH. reflexivity.
  - rewrite !Nat.div2_div. rewrite (Nat.mul_comm 2 (2 ^ p * q)), Nat.div_add by lia. reflexivity.
Qed.

Definition wave (l : nat) (j : nat) : K := h * hadamard n j l.

Lemma wave_image l i : (l < m)%nat -> h * over (below m) (fun j => hadamard n i j * wave l j) == unit_entry (i mod m) l.
Proof.
  intros L. pose proof m_positive as M.
  assert (E : over (below m) (fun j => hadamard n i j * wave l j) == h * (number m * unit_entry (i mod m) l)).
  { pose proof (hadamard_columns (K := K) n (i mod m) l (Nat.mod_upper_bound i m ltac:(lia)) L) as C. fold m in C.
    rewrite <- C, <- over_scale. apply over_same. intros j _. unfold wave.
    rewrite (hadamard_symmetric n j (i mod m)).
    assert (R : hadamard (K := K) n i j == hadamard n (i mod m) j).
    { rewrite <- (repeats n (i / m) (i mod m) j). fold m. replace (i mod m + m * (i / m))%nat with i; [reflexivity |].
      rewrite (Nat.div_mod i m) at 1 by lia. lia. }
    rewrite R. ring. }
  rewrite E. pose proof (h_square (K := K) k) as Sq. fold n m h in Sq.
  transitivity (h * h * number m * unit_entry (i mod m) l); [ring | rewrite Sq; ring].
Qed.

Lemma wave_length l : (l < m)%nat -> dot (below m) (wave l) (wave l) == 1.
Proof.
  intros L. pose proof (hadamard_columns (K := K) n l l L L) as C. fold m in C.
  pose proof (h_square (K := K) k) as Sq. fold n m h in Sq.
  unfold dot, wave. transitivity (h * h * over (below m) (fun j => hadamard n j l * hadamard n j l)).
  - rewrite <- over_scale. apply over_same. intros. ring.
  - rewrite C. unfold unit_entry. rewrite Nat.eqb_refl. transitivity (h * h * number m); [ring | exact Sq].
Qed.

Lemma image_wave a l i : (l < m)%nat -> image (2 * m) A (halves a (wave l)) i ==
  (if (i <? m)%nat then a i else 0) + unit_entry (i mod m) l.
Proof. intros L. unfold A. rewrite image_halves, wave_image by exact L. reflexivity. Qed.

Lemma inner_rows M (u v u' v' : nat -> K) : (forall i, (i < M)%nat -> u i == u' i) -> (forall i, (i < M)%nat ->
  v i == v' i) ->
  dot (below M) u v == dot (below M) u' v'.
Proof.
  intros U V. unfold dot. apply over_same. intros i Hi. apply in_below in Hi. rewrite (U i Hi), (V i Hi). reflexivity.
Qed.

(** A' = [I | t 2^-k H], 0 <= t <= 1, lies between [I | 0] and A. *)
Lemma between x (c : K) : let u := image (2 * m) A x in
  dot (below m) (image (2 * m) (two_bases m n c) x) u == c * / h * dot (below m) u u + (1 - c * / h) * dot (below m)
    x u.
Proof.
  intros u. pose proof (h_positive (K := K) k) as P. fold h in P. set (t := c * / h).
  assert (I : / h * h == 1) by (apply (finv_left K); fra).
  assert (Tc : c == t * h) by (unfold t; transitivity (c * (/ h * h)); [rewrite I; ring | ring]).
  assert (E : forall i, (i < m)%nat -> image (2 * m) (two_bases m n c) x i == t * u i + (1 - t) * x i).
  { intros i Hi. unfold u, image.
    assert (X : x i == over (below (2 * m)) (fun j => unit_entry i j * x j)).
    { symmetry. apply over_pick; [apply below_distinct | apply in_below; lia]. }
    rewrite X, <- !over_scale, <- over_plus. apply over_same. intros j Hj. apply in_below in Hj.
    unfold A, two_bases. destruct (Nat.ltb_spec j m); [ring |]. rewrite Tc.
    assert (U : unit_entry (K := K) i j == 0) by (unfold unit_entry; destruct (Nat.eqb_spec i j); [lia | reflexivity]).
    rewrite U. ring. }
  unfold dot. rewrite <- !over_scale, <- over_plus. apply over_same. intros i Hi. apply in_below in Hi.
  rewrite (E i Hi). ring.
Qed.

Lemma image_smaller x (c : K) : 0 <= c <= h ->
  dot (below m) (image (2 * m) (two_bases m n c) x) (image (2 * m) A x) <= $2 * dot (below (2 * m)) x x /\
  dot (below m) (image (2 * m) A x) (image (2 * m) (two_bases m n c) x) <= $2 * dot (below (2 * m)) x x.
Proof.
  intros [C0 C1]. rewrite (dot_comm (below m) (image (2 * m) A x)), between. set (t := c * / h).
  pose proof (h_positive (K := K) k) as P. fold h in P. pose proof (inverse_positive h P) as Q.
  assert (I : / h * h == 1) by (apply (finv_left K); fra).
  assert (T0 : 0 <= t) by (apply mult_nonneg; fra).
  assert (T1 : t <= 1). { assert (0 <= (h - c) * / h) by (apply mult_nonneg; fra). unfold t. fra. }
  pose proof (norm x) as N. destruct (inner x x (first_half x)) as [F _].
  set (s := dot (below (2 * m)) x x) in *. set (u := image (2 * m) A x) in *.
  assert (0 <= t * ($2 * s - dot (below m) u u)) by (apply mult_nonneg; fra).
  assert (0 <= (1 - t) * ($2 * s - dot (below m) x u)) by (apply mult_nonneg; fra). split; fra.
Qed.

(** ** Where the norm is attained *)

(** All of the first half, and column m, which is 2^-k (1, ..., 1) whatever H is called. *)
Definition star : nat -> K := halves (fun _ => h) (fun j => unit_entry j 0).

Lemma star_zero j : (m < j)%nat -> star j == 0.
Proof.
  intros L. unfold star, halves, unit_entry. destruct (Nat.ltb_spec j m); [lia |].
  destruct (Nat.eqb_spec (j - m) 0); [lia | reflexivity].
Qed.
Lemma star_m : star m == 1.
Proof. unfold star, halves, unit_entry. destruct (Nat.ltb_spec m m); [lia |]. rewrite Nat.sub_diag. reflexivity. Qed.
Lemma star_first j : (j < m)%nat -> star j == h.
Proof. intros L. unfold star, halves. destruct (Nat.ltb_spec j m); [reflexivity | lia]. Qed.

Lemma over_star N (f : nat -> K) : (m < N)%nat -> (forall j, (m < j)%nat -> f j == 0) ->
  over (below N) f == over (below m) f + f m.
Proof.
  intros L Z. replace N with (m + (1 + (N - m - 1)))%nat by lia. rewrite over_seq, over_seq.
  rewrite (over_zero (below (N - m - 1))); [| intros; apply Z; lia]. simpl. rewrite Nat.add_0_r. ring.
Qed.

Lemma star_image N p i : (i < m)%nat -> (m < N)%nat -> image N (two_bases m p h) star i == h + h.
Proof.
  intros Hi L. unfold image. rewrite over_star; [| exact L | intros j Hj; rewrite star_zero by exact Hj; ring].
  rewrite star_m. apply fadd_proper.
  - rewrite (over_same _ _ (fun j => unit_entry (K := K) i j * h)).
    + rewrite over_pick by (apply below_distinct || apply in_below; assumption). reflexivity.
    + intros j Hj. apply in_below in Hj. rewrite star_first by exact Hj. unfold two_bases.
      destruct (Nat.ltb_spec j m); [reflexivity | lia].
  - unfold two_bases. destruct (Nat.ltb_spec m m); [lia |]. rewrite Nat.sub_diag, column_0. ring.
Qed.

Lemma star_length N : (m < N)%nat -> dot (below N) star star == $2.
Proof.
  intros L. unfold dot. rewrite over_star; [| exact L | intros j Hj; rewrite star_zero by exact Hj; ring].
  rewrite star_m, (over_same _ _ (fun _ => h * h)).
  - rewrite over_constant, below_length. pose proof (h_square (K := K) k) as Sq. fold n m h in Sq. fra.
  - intros j Hj. apply in_below in Hj. rewrite star_first by exact Hj. reflexivity.
Qed.

Lemma star_positive N : (1 <= N)%nat -> 0 < dot (below N) star star.
Proof.
  intros L. pose proof (fewer_squares 1 N star L) as F. unfold dot at 1 in F. simpl in F.
  rewrite star_first in F by (pose proof m_positive; lia). pose proof (h_positive (K := K) k) as P. fold h in P.
  pose proof (mult_positive _ _ P P). fra.
Qed.

Lemma star_attains N1 N2 N N' p p' : (1 <= N1)%nat -> (m < N2)%nat -> (m < N)%nat -> (m < N')%nat ->
  exists x, 0 < dot (below N1) x x /\
    dot (below m) (image N (two_bases m p h) x) (image N' (two_bases m p' h) x) == $2 * dot (below N2) x x.
Proof.
  intros L1 L2 L L'. exists star. split; [apply star_positive, L1 |].
  rewrite star_length by exact L2. rewrite (inner_rows m _ _ (fun _ => h + h) (fun _ => h + h)).
  - unfold dot. rewrite over_constant, below_length. pose proof (h_square (K := K) k) as Sq. fold n m h in Sq. fra.
  - intros. apply star_image; assumption.
  - intros. apply star_image; assumption.
Qed.

Lemma star_large : exists x, 1 < dot (below (2 * m)) x x /\
  dot (below m) (image (2 * m) A x) (image (2 * m) A x) == $2 * dot (below (2 * m)) x x.
Proof.
  pose proof m_positive. exists star. rewrite star_length by lia. split; [fra |].
  rewrite (inner_rows m _ _ (fun _ => h + h) (fun _ => h + h)); try (intros; apply star_image; lia).
  unfold dot. rewrite over_constant, below_length. pose proof (h_square (K := K) k) as Sq. fold n m h in Sq. fra.
Qed.

(** *** Fewer rows: x is u and 2^-k H u for a unit vector u. *)

Lemma below_mod i : (i < m)%nat -> (i mod m = i)%nat.
Proof. apply Nat.mod_small. Qed.

Lemma fewer_attains M : (1 <= M)%nat -> (M <= m)%nat -> exists x, 0 < dot (below (2 * m)) x x /\
  dot (below M) (image (2 * m) A x) (image (2 * m) A x) == $2 * dot (below (2 * m)) x x.
Proof.
  intros L1 L. exists (halves (fun i => unit_entry i 0) (wave 0)). rewrite dot_halves, wave_length, dot_unit by lia.
  split; [fra |]. set (e := fun i => unit_entry (K := K) i 0).
  rewrite (inner_rows M _ _ (fun i => $2 * e i) (fun i => $2 * e i)).
  - transitivity ($4 * dot (below M) e e).
    + unfold dot. rewrite <- over_scale. apply over_same. intros. ring.
    + unfold e. rewrite dot_unit by lia. ring.
  - intros i Hi. rewrite image_wave by lia. rewrite below_mod by lia.
  destruct (Nat.ltb_spec i m); [unfold e; ring | lia].
  - intros i Hi. rewrite image_wave by lia. rewrite below_mod by lia.
  destruct (Nat.ltb_spec i m); [unfold e; ring | lia].
Qed.

(** *** More rows: there u occurs c times more, and x has c ones more. *)

Lemma count (S : list nat) (f : nat -> nat) :
  over S (fun i => unit_entry (f i) 0 * unit_entry (f i) 0) == number (K := K) (length (filter (fun i => f i =? 0)
    S)%nat).
Proof.
  induction S as [| i S IH]; [reflexivity |]. cbn [over filter]. rewrite IH. unfold unit_entry.
  destruct (f i =? 0)%nat; [cbn [length]; rewrite number_succ |]; ring.
Qed.

Definition ones (c j : nat) : K := if (j <? c)%nat then 1 else 0.
Lemma ones_length c : (c <= m)%nat -> dot (below m) (ones c) (ones c) == number c.
Proof.
  intros L. unfold dot. replace m with (c + (m - c))%nat by lia. rewrite over_seq, (over_same (below c) _ (fun _ => 1)).
  - rewrite over_constant, below_length, over_zero; [ring |]. intros i _. unfold ones.
  destruct (Nat.ltb_spec (c + i) c); [lia | ring].
  - intros i Hi. apply in_below in Hi. unfold ones. destruct (Nat.ltb_spec i c); [ring | lia].
Qed.

Lemma more_attains M : (m <= M)%nat -> (M <= m * m)%nat -> exists x, 0 < dot (below (2 * m)) x x /\
  dot (below M) (image (2 * m) A x) (image (2 * m) A x) == $2 * dot (below (2 * m)) x x.
Proof.
  intros L1 L2. pose proof m_positive as M1. set (again := filter (fun i => (m + i) mod m =? 0)%nat (below (M - m))).
  set (c := length again).
  assert (C : (c <= m)%nat).
  { unfold c. rewrite <- (below_length m), <- (map_length (fun q => m * q)%nat (below m)). apply NoDup_incl_length.
    - apply NoDup_filter, below_distinct.
    - intros i Hi. apply filter_In in Hi as [Hi Z]. apply in_below in Hi. apply Nat.eqb_eq in Z.
      replace (m + i)%nat with (i + 1 * m)%nat in Z by lia. rewrite Nat.mod_add in Z by lia.
      apply in_map_iff. exists (i / m)%nat. split; [pose proof (Nat.div_mod i m ltac:(lia)); lia |].
      apply in_below, Nat.div_lt_upper_bound; nia. }
  set (e := fun i => unit_entry (K := K) i 0). set (d := ones c).
  exists (halves (fun i => e i + d i) (wave 0)). rewrite dot_halves, wave_length by lia.
  assert (D : dot (below m) d d == number c) by (apply ones_length, C).
  assert (Ee : dot (below m) e e == 1) by (apply dot_unit; lia).
  assert (X : dot (below m) (fun i => e i + d i) (fun i => e i + d i) ==
    dot (below m) e e + $2 * dot (below m) e d + dot (below m) d d).
  { unfold dot. rewrite <- over_scale, <- !over_plus. apply over_same. intros. ring. }
  split; [pose proof (dot_nonneg (below m) (fun i => e i + d i)); fra |].
  rewrite (inner_rows M _ _ (fun i => (if (i <? m)%nat then e i + d i else 0) + e (i mod m))
    (fun i => (if (i <? m)%nat then e i + d i else 0) + e (i mod m))) by (intros; apply image_wave; lia).
  unfold dot at 1. replace M with (m + (M - m))%nat by lia. rewrite over_seq.
  assert (A1 : over (below m) (fun i => ((if (i <? m)%nat then e i + d i else 0) + e (i mod m)) *
    ((if (i <? m)%nat then e i + d i else 0) + e (i mod m))) == $4 * dot (below m) e e + $4 * dot (below m)
      e d + dot (below m) d d).
  { unfold dot. rewrite <- !over_scale, <- !over_plus. apply over_same. intros i Hi. apply in_below in Hi.
    rewrite below_mod by exact Hi. destruct (Nat.ltb_spec i m); [ring | lia]. }
  assert (A2 : over (below (M - m)) (fun i => ((if (m + i <? m)%nat then e (m + i)%nat + d (m + i)%nat else 0)
    + e ((m + i) mod m)) *
    ((if (m + i <? m)%nat then e (m + i)%nat + d (m + i)%nat else 0) + e ((m + i) mod m))) == number c).
  { unfold c, again. rewrite <- count. apply over_same. intros i _.
  destruct (Nat.ltb_spec (m + i) m); [lia | unfold e; ring]. }
  rewrite A1, A2, X, D, Ee. ring.
Qed.

(** *** |x|^2 over some of the first half: u and u' are two unit vectors. *)

Lemma part_attains N : (1 <= k)%nat -> (1 <= N)%nat -> (N <= m)%nat -> exists x, 0 < dot (below (2 * m)) x x /\
  dot (below m) (image (2 * m) A x) (image (2 * m) A x) == $2 * dot (below N) x x.
Proof.
  intros K1 L1 L. assert (M4 : (4 <= m)%nat) by (apply (powers 2 2 2 n); unfold n; lia).
  set (e := fun i => unit_entry (K := K) i 0). set (g := fun i => unit_entry (K := K) i 1).
  exists (halves e (wave 1)). rewrite dot_halves, wave_length, dot_first by lia. unfold e at 1 2 5 6.
  rewrite !dot_unit by lia.
  split; [fra |]. rewrite (inner_rows m _ _ (fun i => e i + g i) (fun i => e i + g i)).
  - transitivity (dot (below m) e e + dot (below m) g g).
    + unfold dot. rewrite <- over_plus. apply over_same. intros i _. unfold e, g, unit_entry.
      destruct (Nat.eqb_spec i 0), (Nat.eqb_spec i 1); [lia | ring | ring | ring].
    + unfold e, g. rewrite !dot_unit by lia. ring.
  - intros i Hi. rewrite image_wave, below_mod by lia. destruct (Nat.ltb_spec i m); [reflexivity | lia].
  - intros i Hi. rewrite image_wave, below_mod by lia. destruct (Nat.ltb_spec i m); [reflexivity | lia].
Qed.

(** *** One for two: x is a unit vector. *)

Lemma unit_attains : exists x, 0 < dot (below (2 * m)) x x /\
  dot (below m) (image (2 * m) A x) (image (2 * m) A x) == 1 * dot (below (2 * m)) x x.
Proof.
  pose proof m_positive. set (e := fun i => unit_entry (K := K) i 0). exists (halves e (fun _ => 0)).
  assert (Z : dot (below m) (fun _ => 0) (fun _ => 0 : K) == 0) by (apply over_zero; intros; ring).
  rewrite dot_halves, Z. unfold e at 1 2 5 6. rewrite dot_unit by lia. split; [fra |].
  rewrite (inner_rows m _ _ e e); [unfold e; rewrite !dot_unit by lia; ring | |];
    (intros i Hi; unfold A; rewrite image_halves, (over_zero (below m)) by (intros; ring);
      destruct (Nat.ltb_spec i m); [ring | lia]).
Qed.

(** *** [I | H] for the one A: entries 1/2 of x, as many as it takes. *)

Definition some (c j : nat) : K := if ((1 <=? j) && (j <? 1 + c))%nat then $(1 # 2) else 0.
Lemma some_length c : (1 + c <= m)%nat -> dot (below m) (some c) (some c) == $(1 # 4) * number c.
Proof.
  intros L. unfold dot. replace m with (1 + (c + (m - 1 - c)))%nat by lia. rewrite over_seq, over_seq.
  rewrite (over_same (below c) _ (fun _ => $(1 # 4))), (over_zero (below 1)), (over_zero (below (m - 1 - c))).
  - rewrite over_constant, below_length. ring.
  - intros i _. unfold some. destruct (Nat.leb_spec 1 (1 + (c + i))), (Nat.ltb_spec (1 + (c + i)) (1 + c));
    cbn [andb]; try lia; ring.
  - intros i Hi. apply in_below in Hi. unfold some. destruct (Nat.leb_spec 1 i); cbn [andb]; [lia | ring].
  - intros i Hi. apply in_below in Hi. unfold some.
    destruct (Nat.leb_spec 1 (1 + i)), (Nat.ltb_spec (1 + i) (1 + c)); cbn [andb]; try lia; ring.
Qed.

Lemma large_attains (c : K) : (1 <= k)%nat -> c == 1 -> exists x, 0 < dot (below (2 * m)) x x /\
  dot (below m) (image (2 * m) (two_bases m n c) x) (image (2 * m) A x) == $2 * dot (below (2 * m)) x x.
Proof.
  intros K1 C. pose proof m_positive. set (q := (2 ^ k)%nat).
  assert (Q2 : (2 <= q)%nat) by (apply (powers 2 2 1 k); lia).
  assert (Mq : m = (q * q)%nat) by (unfold m, n, q; rewrite <- Nat.pow_add_r; f_equal; lia).
  set (t := number (K := K) q). set (e := fun i => unit_entry (K := K) i 0). set (d := some (4 * q - 8)).
  assert (Hc : (1 + (4 * q - 8) <= m)%nat) by nia.
  assert (D : dot (below m) d d == t - $2).
  { unfold d. rewrite some_length by exact Hc. assert (E : number (K := K) (4 * q) == number (4 * q - 8) + number 8).
    { rewrite <- number_plus. replace (4 * q - 8 + 8)%nat with (4 * q)%nat by lia. reflexivity. }
    rewrite number_times in E. fold t in E.
    assert (E4 : number (K := K) 4 == $4) by reflexivity. assert (E8 : number (K := K) 8 == $8) by reflexivity.
    rewrite E4, E8 in E. fra. }
  assert (O : dot (below m) e d == 0).
  { apply over_zero. intros i _. unfold e, d, some, unit_entry.
  destruct (Nat.eqb_spec i 0), (Nat.leb_spec 1 i); cbn [andb]; try lia; ring. }
  assert (U : dot (below m) e e == 1) by (apply dot_unit; lia).
  set (a := fun i => (t + 1) * e i + d i).
  assert (Aa : dot (below m) a a == (t + 1) * (t + 1) * dot (below m) e e + $2 * (t + 1) * dot (below m)
    e d + dot (below m) d d).
  { unfold dot, a. rewrite <- !over_scale, <- !over_plus. apply over_same. intros. ring. }
  exists (halves a (wave 0)). rewrite dot_halves, wave_length by lia.
  split; [pose proof (dot_nonneg (below m) a); fra |].
  rewrite (inner_rows m _ _ (fun i => (t + 1) * e i + d i + t * e i) (fun i => (t + 1) * e i + d i + e i)).
  - transitivity (($2 * t + 1) * (t + $2) * dot (below m) e e + ($3 * t + $3) * dot (below m) e d + dot (below m) d d).
    + unfold dot. rewrite <- !over_scale, <- !over_plus. apply over_same. intros. ring.
    + rewrite Aa, U, O, D. ring.
  - intros i Hi. rewrite image_halves. pose proof (wave_image 0 i ltac:(lia)) as W. rewrite below_mod in W by exact Hi.
    destruct (Nat.ltb_spec i m); [| lia]. set (s := over (below m) (fun j => hadamard n i j * wave 0 j)) in *.
    assert (I : h * t == 1).
    { apply (finv_left K). assert (0 < t) by (apply number_positive; lia). fra. }
    assert (S : s == t * e i) by (unfold e; rewrite <- W; transitivity (h * t * s); [rewrite I |]; ring).
    rewrite S, C. unfold a. ring.
  - intros i Hi. rewrite image_wave, below_mod by lia. destruct (Nat.ltb_spec i m); [unfold a, e; ring | lia].
Qed.

Lemma large_attains' (c : K) : (1 <= k)%nat -> c == 1 -> exists x, 0 < dot (below (2 * m)) x x /\
  dot (below m) (image (2 * m) A x) (image (2 * m) (two_bases m n c) x) == $2 * dot (below (2 * m)) x x.
Proof. intros K1 C. destruct (large_attains c K1 C) as (x & P & E). exists x. split; [exact P |]. rewrite <- E.
apply dot_comm. Qed.

Lemma named x :
  dot (below m) (image (2 * m) (two_bases m (3 * k) h) x) (image (2 * m) A x) <= $2 * dot (below (2 * m)) x x /\
  dot (below m) (image (2 * m) A x) (image (2 * m) (two_bases m (3 * k) h) x) <= $2 * dot (below (2 * m)) x x.
Proof.
  apply inner. set (u := image (2 * m) (two_bases m (3 * k) h) x).
  assert (E : dot (below m) u u == dot (below m) (image (2 * m) A x) (image (2 * m) A x))
    by (apply inner_rows; intros i _; apply image_named).
  rewrite E. apply norm.
Qed.

Lemma third : 0 <= / number (K := K) (3 ^ k) <= h.
Proof.
  pose proof (at_least_1 2 k ltac:(lia)) as L2. pose proof (powers 2 3 k k ltac:(lia) (le_n k)) as L.
  pose proof (number_positive (K := K) (2 ^ k) ltac:(lia)) as P2.
  pose proof (number_positive (K := K) (3 ^ k) ltac:(lia)) as P3.
  pose proof (number_le (K := K) _ _ L) as N. unfold h. set (a := number (2 ^ k)) in *. set (b := number (3 ^ k)) in *.
  pose proof (inverse_positive a P2) as Ia. pose proof (inverse_positive b P3) as Ib. split; [fra |].
  assert (Ea : / a * a == 1) by (apply (finv_left K); fra). assert (Eb : / b * b == 1) by (apply (finv_left K); fra).
  assert (X : 0 <= / a * / b * (b - a)) by (repeat apply mult_nonneg; fra).
  assert (Y : / a * / b * (b - a) == / a * (/ b * b) - / b * (/ a * a)) by ring. rewrite Ea, Eb in Y. fra.
Qed.

Lemma whole : / number (K := K) (1 ^ k) == 1.
Proof.
  rewrite Nat.pow_1_l. assert (One : number (K := K) 1 == 1) by reflexivity. rewrite One.
  assert (I : / (1 : K) * 1 == 1) by (apply (finv_left K), one_neq_zero). fra.
Qed.

(** ** Where it is not attained *)

(** |u| <= |x| and |Ax| <= sqrt 2 |x| give <u, Ax> < 2 |x|^2 for x <> 0. *)
Lemma short_at_most (u : nat -> K) x : dot (below m) u u <= dot (below (2 * m)) x x ->
  dot (below m) u (image (2 * m) A x) <= $(3 # 2) * dot (below (2 * m)) x x.
Proof. intros U. pose proof (norm x). pose proof (inner_at_most (below m) u (image (2 * m) A x)). fra. Qed.

Lemma short (u : nat -> K) x : dot (below m) u u <= dot (below (2 * m)) x x -> 0 < dot (below (2 * m)) x x ->
  ~ dot (below m) u (image (2 * m) A x) == $2 * dot (below (2 * m)) x x /\
  ~ dot (below m) (image (2 * m) A x) u == $2 * dot (below (2 * m)) x x.
Proof.
  intros U P. pose proof (short_at_most u x U). rewrite (dot_comm (below m) (image _ _ _)). split; intros E; fra.
Qed.

Lemma image_few N x : (N <= m)%nat -> dot (below m) (image N A x) (image N A x) <= dot (below (2 * m)) x x.
Proof.
  intros L. apply (le_trans _ (dot (below m) x x)); [| apply fewer_squares; lia]. apply over_le.
  intros i Hi. apply in_below in Hi.
  assert (E : image N A x i == if (i <? N)%nat then x i else 0).
  { unfold image. rewrite (over_same _ _ (fun j => unit_entry (K := K) i j * x j)).
    - destruct (Nat.ltb_spec i N); [apply over_pick; [apply below_distinct | apply in_below; assumption] |].
      apply over_zero. intros j Hj. apply in_below in Hj. unfold unit_entry. destruct (Nat.eqb_spec i j); [lia | ring].
    - intros j Hj. apply in_below in Hj. unfold A, two_bases. destruct (Nat.ltb_spec j m); [reflexivity | lia]. }
  rewrite E. pose proof (square_nonneg (x i)). destruct (i <? N)%nat; fra.
Qed.

Lemma image_none M x : (2 * m <= M)%nat ->
  dot (below m) (image (2 * m) (two_bases M n h) x) (image (2 * m) (two_bases M n h) x) <= dot (below (2 * m)) x x.
Proof.
  intros L. apply (le_trans _ (dot (below m) x x)); [| apply fewer_squares; lia]. apply over_le.
  intros i Hi. apply in_below in Hi. assert (E : image (2 * m) (two_bases M n h) x i == x i).
  { unfold image. rewrite (over_same _ _ (fun j => unit_entry (K := K) i j * x j)).
    - apply over_pick; [apply below_distinct | apply in_below; lia].
    - intros j Hj. apply in_below in Hj. unfold two_bases. destruct (Nat.ltb_spec j M); [reflexivity | lia]. }
  rewrite E. apply le_refl.
Qed.

Lemma smaller_short x (c : K) : 0 <= c -> c < h -> 0 < dot (below (2 * m)) x x ->
  ~ dot (below m) (image (2 * m) (two_bases m n c) x) (image (2 * m) A x) == $2 * dot (below (2 * m)) x x /\
  ~ dot (below m) (image (2 * m) A x) (image (2 * m) (two_bases m n c) x) == $2 * dot (below (2 * m)) x x.
Proof.
  intros C0 C1 X. rewrite (dot_comm (below m) (image (2 * m) A x)), between. set (t := c * / h).
  pose proof (h_positive (K := K) k) as P. fold h in P. pose proof (inverse_positive h P) as Q.
  assert (I : / h * h == 1) by (apply (finv_left K); fra).
  assert (T0 : 0 <= t) by (apply mult_nonneg; fra).
  assert (T1 : t < 1). { assert (0 < (h - c) * / h) by (apply mult_positive; fra). unfold t. fra. }
  pose proof (norm x) as N. pose proof (short_at_most x x (fewer_squares m (2 * m) x ltac:(lia))) as F.
  set (s := dot (below (2 * m)) x x) in *. set (u := image (2 * m) A x) in *.
  assert (0 <= t * ($2 * s - dot (below m) u u)) by (apply mult_nonneg; fra).
  assert (0 <= (1 - t) * ($(3 # 2) * s - dot (below m) x u)) by (apply mult_nonneg; fra).
  assert (0 < (1 - t) * s) by (apply mult_positive; fra). split; intros E; fra.
Qed.
End Norm.

(** ** The tactic *)

Lemma sizes k : (1 <= 2 ^ (2 * k) /\ 1 ^ (2 * k) = 1 /\ 1 <= 2 ^ (1 * k) /\ 2 ^ (1 * k) <= 2 ^ (2 * k) /\
  2 ^ (2 * k) <= 3 ^ (2 * k) /\ 2 ^ (2 * k) <= 2 ^ (3 * k) /\
  3 ^ (2 * k) <= 2 ^ (2 * k) * 2 ^ (2 * k) /\ 2 ^ (3 * k) <= 2 ^ (2 * k) * 2 ^ (2 * k))%nat.
Proof.
  assert (E : (2 ^ (2 * k) * 2 ^ (2 * k) = 4 ^ (2 * k))%nat) by (rewrite <- Nat.pow_mul_l; reflexivity).
  assert (E' : (2 ^ (2 * k) * 2 ^ (2 * k) = 2 ^ (4 * k))%nat) by (rewrite <- Nat.pow_add_r; f_equal; lia).
  repeat split; try apply Nat.pow_1_l; try (apply at_least_1; lia); try (apply powers; lia).
  - rewrite E. apply powers; lia.
  - rewrite E'. apply powers; lia.
Qed.

Lemma doubled k : (3 ^ (2 * k) = 2 ^ (2 * k) \/ 2 * 2 ^ (2 * k) <= 3 ^ (2 * k))%nat /\
  (2 ^ (3 * k) = 2 ^ (2 * k) \/ 2 * 2 ^ (2 * k) <= 2 ^ (3 * k))%nat.
Proof.
  destruct k as [| k]; [split; left; reflexivity |]. pose proof (sizes k) as Z.
  replace (2 * S k)%nat with (S (S (2 * k))) by lia. replace (3 * S k)%nat with (S (S (S (3 * k)))) by lia.
  cbn [Nat.pow]. split; right; lia.
Qed.

Lemma sizes_next k : (1 <= S k /\ 1 <= 2 * 1 ^ (2 * S k) <= 2 ^ (2 * S k) /\ 1 <= 2 * 2 ^ (1 * S k)
  <= 2 ^ (2 * S k))%nat.
Proof.
  rewrite Nat.pow_1_l. change (2 * 2 ^ (1 * S k))%nat with (2 ^ S (1 * S k))%nat.
  pose proof (powers 2 2 2 (2 * S k) ltac:(lia) ltac:(lia)) as P. change (2 ^ 2)%nat with 4%nat in P.
  pose proof (powers 2 2 (S (1 * S k)) (2 * S k) ltac:(lia) ltac:(lia)). pose proof (at_least_1 2 (S (1 * S k))). lia.
Qed.

(** No power is computed when a lemma is compared with what is to be shown. *)
Ltac as_it_stands lemma := with_strategy opaque [Nat.pow Nat.mul number dot image two_bases of_Q] (apply lemma).
Ltac sized k :=
  first [as_it_stands doubled | let H := fresh in pose proof (sizes k) as H; rewrite ?Nat.pow_1_l in *; lia].
Ltac at_most k :=
  first
    [ as_it_stands norm | as_it_stands fewer_rows; sized k | as_it_stands three | as_it_stands longer; sized k
    | as_it_stands named | as_it_stands image_smaller; apply third
    | as_it_stands inner; as_it_stands image_fewer; sized k | as_it_stands inner; as_it_stands image_unit; sized k ].
Ltac attained k :=
  first
    [ as_it_stands star_attains; sized k | as_it_stands star_large | as_it_stands fewer_attains; sized k
    | as_it_stands more_attains; sized k | as_it_stands unit_attains
    | destruct k as [| k]; [exact (proj2 (E3_norm 0)) |];
      first [ as_it_stands part_attains; apply sizes_next
            | as_it_stands large_attains; [lia | apply whole] | as_it_stands large_attains'; [lia | apply whole] ] ].
Ltac prove_Hadamard_E3_norm :=
  let K := fresh "K" in let k := fresh "k" in intros K k;
  split;
  [ first [ let x := fresh "x" in intros x; at_most k | exists (fun _ => 0); as_it_stands norm ]
  | first [with_strategy opaque [Nat.pow Nat.mul number dot image two_bases of_Q] (exact (proj2 (E3_norm k)))
    | attained k] ].
