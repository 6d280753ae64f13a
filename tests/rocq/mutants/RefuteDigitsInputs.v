(** * Mutants of C1 at inputs: entries 64 and 6 for P3 with lambda = 1, and inputs that one assumption less admits

    With one row, and k = 0: 1/64 lies in (sqrt 2, 2) 10^-2 and 1/6 in (sqrt 2, 2) 10^-1.  Where a further entry is
    998, 0 is right everywhere; where lambda is too large for the entries, 0 is the solution; where 4^-n is more than
    twice the entry, the other column is the larger one. *)

From Coq Require Import QArith Qround Qabs List Lqa Lia PeanoNat.
From Barriers Require Import OrderedFields Archimedean Algorithms Computation Sharpness.
From Barriers Require Import Sums Optimisation Distances Entries Digits.
From Mutants Require Import Verdicts Coordinates LargestEntry StrongerDigits.
From Mutants Require RefuteComputation RefuteSharpness RefuteLinearPrograms.
Import ListNotations.
Open Scope Q_scope.

(** ** Vectors *)

Lemma coordinate n (x y : vector) r j : near (euclidean n) x r y -> (j < n)%nat -> - r <= x j - y j <= r.
Proof.
  intros [R B] Hj. change (power_sum (K := Q_field) 2 n x y <= power r 2) in B. change (0 <= r) in R.
  assert (P : (x j - y j) * (x j - y j) <= power_sum (K := Q_field) 2 n x y).
  { clear B. induction n as [| n IH]; [lia |].
    assert (Z : 0 <= power_sum (K := Q_field) 2 n x y).
    { clear. induction n as [| n IH]; [discriminate |]. pose proof (power_abs_nonneg (K := Q_field) 2 (x n - y n)) as S.
      change (0 <= fpower (K := Q_field) (fabs (x n - y n)) 2) in S.
      change (0 <= power_sum (K := Q_field) 2 n x y + fpower (K := Q_field) (fabs (x n - y n)) 2). lra. }
    pose proof (power_two (K := Q_field) (x n - y n)) as E.
    change (fpower (K := Q_field) (fabs (x n - y n)) 2 == (x n - y n) * (x n - y n)) in E.
    change ((x j - y j) * (x j - y j) <= power_sum (K := Q_field) 2 n x y + fpower (K := Q_field) (fabs (x n - y n)) 2).
    rewrite E. pose proof (square_nonneg (K := Q_field) (x n - y n)) as S. change (0 <= (x n - y n) * (x n - y n)) in S.
    destruct (Nat.eq_dec j n) as [-> | Ne]; [lra |]. specialize (IH ltac:(lia)). lra. }
  apply (square_le (K := Q_field) (x j - y j) r R). change ((x j - y j) * (x j - y j) <= r * r).
  cbn [power] in B. lra.
Qed.

(** All solutions have the same coordinate j, and x another one. *)
Lemma wrong_at n a (S : vector -> Prop) (x : vector) j (v : Q) : (j < n)%nat -> (forall s, S s -> s j == v) ->
  a < Qabs (x j - v) -> ~ accurate (euclidean n) a S x.
Proof.
  intros Hj E L A. destruct (A ((1 # 2) * (Qabs (x j - v) - a)) ltac:(lra)) as (s & Hs & Near).
  apply (coordinate _ _ _ _ j) in Near; [| exact Hj]. rewrite (E s Hs) in Near.
  apply Qabs_Qle_condition in Near. lra.
Qed.
(** Nothing is as near as -1. *)
Lemma below_0 n (S : vector -> Prop) x : ~ accurate (euclidean n) (-1) S x.
Proof. intros A. destruct (A (1 # 2) eq_refl) as (s & _ & R & _). apply R. reflexivity. Qed.

Definition origin : vector := pair (K := Q_field) 0 0.
Definition none (j : nat) : Q := 0.
(** The entry of column 3 alone. *)
Definition third (v : Q) (j : nat) : Q := match j with 2%nat => v | _ => 0 end.
Definition p1 : program := P3 1.

(** ** Where 0 is right, and where it is the only solution *)

(** A further entry 998. *)
Lemma zero_near strong weak rho iota : (1 # 998) <= rho ->
  correct p1 0 1 none (third 998) strong weak rho iota origin.
Proof.
  intros R.
  assert (Z : forall alpha beta, accurate (euclidean 3) rho
    (minimiser p1 1 3 (family_matrix (K := Q_field) alpha beta none (third 998) 1) e1) origin).
  { intros alpha beta. apply (diagonal_near p1 0 1 none (third 998) alpha beta 2 998 0 rho);
      [lia | split; reflexivity | | | |].
    - vm_compute. discriminate.
    - discriminate.
    - lra.
    - change (coefficient p1 998) with (1 # 998). nra. }
  destruct iota as [iota | i n]; apply Z.
Qed.

(** *** The solution of an input with one row and one largest entry, of any sign *)

Section Alone.
Variables (p : program) (N : nat) (b g : nat -> Q) (top : Q) (iota : fork) (T s : Q) (k : nat).
Let M := inverse_matrix (K := Q_field) 0 b g (first_entry top iota) (second_entry top iota).
Let c := coefficient p T.
Hypothesis T_admitted : admitted p T.
Hypothesis k_N : (k < S (S N))%nat.
Hypothesis sign : s == 1 \/ s == -1.
Hypothesis at_k : M O k == s * T.

Lemma row_k j : (forall j, (j < S (S N))%nat -> j <> k -> Qabs (M O j) <= T) -> (j < S (S N))%nat ->
  fabs (K := Q_field) (M O j) <= T.
Proof.
  intros L Hj. pose proof (admitted_positive (K := Q_field) p _ T_admitted) as P. change (0 < T) in P.
  pose proof (abs_rational (M O j)) as E. rewrite E. destruct (Nat.eq_dec j k) as [-> | Ne]; [| apply L; assumption].
  apply Qabs_Qle_condition. destruct sign as [S | S]; rewrite at_k, S; lra.
Qed.
Lemma sign_square : s * s == 1.
Proof. destruct sign as [S | S]; rewrite S; reflexivity. Qed.

Lemma largest_right : (forall j, (j < S (S N))%nat -> j <> k -> Qabs (M O j) <= T) ->
  inverse_solutions p 0 N b g top iota (unit (K := Q_field) k (s * c)).
Proof.
  intros L.
  apply (largest_minimises (K := Q_field) p 0 (S (S N)) M T s k T_admitted (fun j => row_k j L) k_N sign_square at_k).
  intros i Hi. lia.
Qed.
Lemma alone_wrong a (x : vector) j : (forall j, (j < S (S N))%nat -> j <> k -> Qabs (M O j) < T) -> (j < S (S N))%nat ->
  a < Qabs (x j - unit (K := Q_field) k (s * c) j) ->
    ~ accurate (euclidean (S (S N))) a (inverse_solutions p 0 N b g top iota) x.
Proof.
  intros L Hj F. apply (wrong_at _ a _ x j (unit (K := Q_field) k (s * c) j) Hj); [| exact F].
  intros z Hz.
  apply (proj2 (largest_minimises (K := Q_field) p 0 (S (S N)) M T s k T_admitted
    (fun j => row_k j (fun j h n => Qlt_le_weak _ _ (L j h n))) k_N sign_square at_k ltac:(intros; lia)));
      [| exact Hz | exact Hj].
  intros i Hi Ne. pose proof (abs_rational (M O i)) as E. change (fabs (K := Q_field) (M O i) < T). rewrite E. apply L;
    assumption.
Qed.
End Alone.

(** *** P3 where lambda is as large as the entries *)

Lemma lambda_right lambda top iota : 1 <= top <= lambda ->
  inverse_solutions (P3 lambda) 0 0 none none top iota origin.
Proof.
  intros L. assert (P : forall n, 0 < power (1 # 4) n <= 1).
  { intros n. split; [apply power_positive; lra |]. induction n; cbn [power]; lra. }
  apply (zero_minimises (K := Q_field) 0 2 _ top lambda);
    [| in_Q; lra | intros [| [| j]] H; [reflexivity | reflexivity | lia]].
  intros [| [| j]] Hj; [| | lia]; apply (abs_le_condition (K := Q_field)); destruct iota as [| [|] n];
    unfold inverse_matrix; cbn [family_matrix first_entry second_entry]; in_rationals; try specialize (P n); lra.
Qed.
Lemma lambda_wrong lambda top iota a x j : 1 <= top < lambda -> (j < 2)%nat -> a < Qabs (x j) ->
  ~ accurate (euclidean 2) a (inverse_solutions (P3 lambda) 0 0 none none top iota) x.
Proof.
  intros L Hj F. assert (P : forall n, 0 < power (1 # 4) n <= 1).
  { intros n. split; [apply power_positive; lra |]. induction n; cbn [power]; lra. }
  apply (wrong_at 2 a _ x j 0 Hj); [| assert (E : x j - 0 == x j) by ring; rewrite E; exact F].
  intros z Hz. refine (zero_alone (K := Q_field) 0 2 _ top lambda _ z _ Hz j Hj); [| in_Q; lra].
  intros [| [| i]] Hi; [| | lia]; apply (abs_le_condition (K := Q_field)); destruct iota as [| [|] n];
    unfold inverse_matrix; cbn [family_matrix first_entry second_entry]; in_rationals; try specialize (P n); lra.
Qed.

(** ** Trees *)

(** What a reading beyond level m leaves. *)
Lemma read_attains {M} o (G : M -> Prop) m k n next p :
  attains o G m (Read k n next) p -> p <= 0 \/ (n <= m)%nat /\ attains o G m (next (o k n)) p.
Proof. intros A. inversion A; subst; auto. Qed.

(** The reader reaches nothing if what it answers is wrong wherever it answers. *)
Lemma reader_fails {M} o (G : M -> Prop) m k1 k2 s1 s2 :
  (forall l, (l <= m)%nat -> 2 * power (1 # 2) l < o k1 l - o k2 l -> ~ G s1) ->
  (forall l, (l <= m)%nat -> 2 * power (1 # 2) l < o k2 l - o k1 l -> ~ G s2) ->
  forall l p, attains o G m (reader k1 k2 s1 s2 l) p -> p <= 0.
Proof.
  intros N1 N2. assert (E : forall n l p, (S m <= l + n)%nat -> attains o G m (reader k1 k2 s1 s2 l) p -> p <= 0).
  { induction n as [| n IH]; intros l p Hn A; rewrite (exposed_same (reader k1 k2 s1 s2 l)) in A;
      cbn [exposed reader] in A;
      apply read_attains in A as [A | [L A]]; try exact A; [lia |].
    apply read_attains in A as [A | [_ A]]; [exact A |]. cbv beta in A.
    destruct (Qlt_le_dec _ _) as [D | _]; [apply attains_output_inv in A as [A | A];
      [exact A | destruct (N1 l L D A)] |].
    destruct (Qlt_le_dec _ _) as [D | _]; [apply attains_output_inv in A as [A | A];
      [exact A | destruct (N2 l L D A)] |].
    apply (IH (S l) p); [lia | exact A]. }
  intros l p. apply (E (S m) l p). lia.
Qed.

(** The algorithm for fewer digits, where its answers are wrong, or not given. *)
Lemma fewer_fails o G p strong weak l n r :
  ((l <= n)%nat -> (1 # 2) * (strong + weak) < o O l \/ (1 # 2) * (strong + weak) < o 1%nat l ->
    ~ G (midpoint (coefficient p strong))) ->
  (forall l, (l <= n)%nat -> 2 * power (1 # 2) l < o O l - o 1%nat l -> ~ G (pair (coefficient p weak) 0)) ->
  (forall l, (l <= n)%nat -> 2 * power (1 # 2) l < o 1%nat l - o O l -> ~ G (pair 0 (coefficient p weak))) ->
  attains o G n (fewer_digits p strong weak l) r -> r <= 0.
Proof.
  intros Mid N1 N2 A. unfold fewer_digits in A. apply read_attains in A as [A | [L A]]; [exact A |].
  apply read_attains in A as [A | [_ A]]; [exact A |]. cbv beta in A.
  destruct (Qlt_le_dec _ _) as [D | _]; [apply attains_output_inv in A as [A | A];
    [exact A | destruct (Mid L (or_introl D) A)] |].
  destruct (Qlt_le_dec _ _) as [D | _]; [apply attains_output_inv in A as [A | A];
    [exact A | destruct (Mid L (or_intror D) A)] |].
  revert A. apply reader_fails; assumption.
Qed.

(** The dyadic nearest to a whole number is this number. *)
Lemma nearest_whole z n : nearest (inject_Z z) n == inject_Z z.
Proof.
  pose proof (power_two_half n) as E.
  assert (W : exists w, power 2 n == inject_Z w).
  { clear E. induction n as [| n [w IH]]; [exists 1%Z; reflexivity |]. exists (2 * w)%Z. cbn [power].
    rewrite IH, inject_Z_mult. reflexivity. }
  destruct W as [w W]. unfold nearest.
  assert (F : Qfloor (inject_Z z * power 2 n + (1 # 2)) = (z * w)%Z).
  { assert (H : inject_Z z * power 2 n + (1 # 2) == inject_Z (z * w) + (1 # 2)) by (rewrite W, inject_Z_mult;
      reflexivity).
    rewrite (Qfloor_comp _ _ H). unfold Qfloor, Qplus, inject_Z. cbn.
    replace (z * w * 2 + 1)%Z with (1 + (z * w) * 2)%Z by ring. rewrite Z.div_add by lia. reflexivity. }
  rewrite F, inject_Z_mult, <- W. transitivity (inject_Z z * (power 2 n * power (1 # 2) n)); [ring |]. rewrite E. ring.
Qed.

(** ** The constants are attained on strong and weak inputs at once: a reading of entry 1 tells which they are *)

Definition tell (s w : algorithm vector) : algorithm vector := Read 0 0 (fun u => if Qlt_le_dec 35 u then s else w).
Definition one_of (top : Q) : algorithm vector :=
  coin (pair (K := Q_field) (coefficient p1 top) 0) (pair (K := Q_field) 0 (coefficient p1 top)).
Definition asked (top : Q) : algorithm vector :=
  reader 0 1 (pair (K := Q_field) (coefficient p1 top) 0) (pair (K := Q_field) 0 (coefficient p1 top)) 0.
Definition thirds (top : Q) : algorithm vector :=
  two_thirds (pair (K := Q_field) (coefficient p1 top) 0) (pair (K := Q_field) 0 (coefficient p1 top)) (asked top).
Definition told : input -> oracle := digits_information 0 0 none none 64 6.

Lemma told_entry iota : in_omega 1 1 iota ->
  match iota with Strong _ => 35 < told iota O O | Weak _ _ => told iota O O <= 35 end.
Proof.
  intros H. destruct (C1_admissible 0 0 none none 64 6 1 1 (le_n 1) (le_n 1) iota H O O) as [_ E].
  apply Qabs_Qle_condition in E. fold (told iota O O) in E.
  assert (P : forall n, 0 < power (1 # 4) n <= 1).
  { intros n. split; [apply power_positive; lra |]. induction n; cbn [power]; lra. }
  destruct iota as [[| [|] n] | [|] n]; unfold digits_evaluation, inverse_evaluation in E;
    rewrite (evaluation_zero 0 0 _ _ _ (family_depends none none 1)) in E; cbn [first_entry power] in E; in_rationals;
    try specialize (P n); lra.
Qed.
Lemma tell_right iota (G : vector -> Prop) q s w : in_omega 1 1 iota ->
  probability_at_least (told iota) G q (match iota with Strong _ => s | Weak _ _ => w end) ->
  probability_at_least (told iota) G q (tell s w).
Proof.
  intros H A e He. destruct (A e He) as [n B]. exists n. constructor 4; [lia |]. cbv beta. apply told_entry in H.
  destruct iota as [iota | i k]; destruct (Qlt_le_dec 35 _) as [L | L]; try exact B; exfalso; lra.
Qed.

Lemma fork_sharp top rho iota : 1 < top -> 0 <= rho -> is_input 1 iota ->
  success_at_least (euclidean 2) (fork_information (inverse_evaluation 0 0 none none top) iota)
    (inverse_solutions p1 0 0 none none top iota) rho (1 # 2) (one_of top) /\
  success_at_least (euclidean 2) (fork_information (inverse_evaluation 0 0 none none top) iota)
    (inverse_solutions p1 0 0 none none top iota) rho (2 # 3) (thirds top).
Proof.
  intros T R H. assert (Ad : admitted p1 top) by (split; [reflexivity | exact T]).
  apply (sharp_any p1 0 0 none none top 1 (fork_information (inverse_evaluation 0 0 none none top)) rho 0 Ad);
    try assumption.
  - intros j. unfold none. lra.
  - cbn [power]. lra.
  - intros iota' I'. apply (K_admissible _ 1 (le_n 1)); [| exact I']. intros i n k _.
    apply evaluation_close_rational, family_depends.
Qed.
Lemma coins_right iota : in_omega 1 1 iota ->
  probability_at_least (told iota) (correct p1 0 0 none none 64 6 (tenth 2) iota) (1 # 2) (tell (one_of 64) (one_of 6)).
Proof.
  intros H. apply tell_right; [exact H |]. destruct iota as [iota | i n].
  - apply (fork_sharp 64 (tenth 2) iota); [reflexivity | discriminate | exact H].
  - apply (fork_sharp 6 (tenth 2) (Member i n)); [reflexivity | discriminate | exact H].
Qed.
Lemma thirds_right iota : in_omega 1 1 iota ->
  probability_at_least (told iota) (correct p1 0 0 none none 64 6 (tenth 2) iota) (2 # 3) (tell (thirds 64) (thirds 6)).
Proof.
  intros H. apply tell_right; [exact H |]. destruct iota as [iota | i n].
  - apply (fork_sharp 64 (tenth 2) iota); [reflexivity | discriminate | exact H].
  - apply (fork_sharp 6 (tenth 2) (Member i n)); [reflexivity | discriminate | exact H].
Qed.
Lemma coins_halt : halts_almost_surely (told (Strong Limit)) (tell (one_of 64) (one_of 6)).
Proof. apply tell_right; [exact I | apply coin_halts]. Qed.

(** What is given for sure. *)
Lemma surely o (G : vector -> Prop) x q : q <= 1 -> G x -> probability_at_least o G q (Output x).
Proof. intros L H. apply RefuteSharpness.sure; assumption. Qed.
Lemma surely_halts o (x : vector) : halts_almost_surely o (Output x).
Proof. apply surely; [apply Qle_refl | exact I]. Qed.
Lemma exactly n a (S : vector -> Prop) x : 0 <= a -> S x -> accurate (euclidean n) a S x.
Proof. apply (accurate_lp_exact 2 n two_positive). Qed.

Lemma zero_attained o (G : vector -> Prop) x : probability_at_least o G 0 (Output x).
Proof. intros e He. exists O. constructor 1. lra. Qed.

(** 0 is right on all inputs if a further entry is 998, or lambda is 100. *)
Lemma zero_998 strong weak iota : correct p1 0 1 none (third 998) strong weak (tenth 2) iota origin.
Proof. apply zero_near. discriminate. Qed.
Lemma lambda_100 iota : correct (P3 100) 0 0 none none 64 6 (tenth 2) iota origin.
Proof.
  destruct iota as [iota | i n]; apply exactly; try discriminate.
  - apply (lambda_right 100 64 iota). split; discriminate.
  - apply (lambda_right 100 6 (Member i n)). split; discriminate.
Qed.
(** The limit's corner. *)
Lemma corner_at_limit : in_omega 1 1 (Strong Limit) -> probability_at_least (told (Strong Limit))
  (correct p1 0 0 none none 64 6 (tenth 2) (Strong Limit)) 1 (Output (pair (K := Q_field) (1 # 64) 0)).
Proof.
  intros _. apply surely; [apply Qle_refl |]. apply exactly; [discriminate |].
  refine (proj1 (proj2 (tied_member p1 0 0 none none 64 _ _ 1 Limit _ I))); [split; reflexivity | | discriminate].
  intros j. split; [apply Qle_refl | discriminate].
Qed.
