(** * P1 and P3 where the minimiser has a root in it (T0)

    P1: min |z|_1 with |Az - y| <= eta.  P3: min lambda |z|_1 + |Az - y|.  Let tau > 0 and u be a vector with
    |<A_j, u>| <= tau for all columns, = tau sign x_j where x_j is not 0.  Then tau |z|_1 >= <u, Az>, with equality
    for x, and for z just if it has the signs of <A_j, u> ([tight]).  With the right length of the residual
    rho = y - Ax this makes x a minimiser, and for another one y - Az = c rho for some c ([follows]).  Here u = rho
    and tau = t, the root, or tau = 1 where there is none.  If a push w leaves columns that are independent (together
    with y, if c is not known), c = 1 and z = x ([only_point], [only_point_with_y]). *)

From Coq Require Import ZArith QArith Lia PeanoNat List Setoid.
From Barriers Require Import OrderedFields LinearSystems.
From Barriers Require Sums Optimisation.
Import ListNotations.
Open Scope field_scope.

Section Roots.
Context {K : ordered_field}.
Local Notation "0" := (@fzero K) : field_scope.
Local Notation "1" := (@fone K) : field_scope.
Add Field K_f : (K_field K) (morphism (of_Q_morph K), constants [f_cst], setoid (K_setoid K) (K_ext K)).
Variables (m n : nat) (A : nat -> nat -> K) (y : nat -> K).
Implicit Types (u v w x z p q : nat -> K) (c s : K).

Definition image x (a : nat) : K := over (below n) (fun j => A a j * x j).
Definition left x (a : nat) : K := y a - image x a.
Definition inner p q : K := over (below m) (fun a => p a * q a).
Definition along u (j : nat) : K := over (below m) (fun a => A a j * u a).
Definition length_one x : K := over (below n) (fun j => fabs (x j)).

(** ** Inner products *)

Lemma inner_image u x : inner u (image x) == over (below n) (fun j => along u j * x j).
Proof.
  unfold inner, image, along.
  rewrite (over_same (below m) _ (fun a => over (below n) (fun j => u a * (A a j * x j))))
    by (intros; symmetry; apply over_scale).
  rewrite over_swap. apply over_same. intros j _. rewrite <- over_scale_right. apply over_same. intros. ring.
Qed.
Lemma inner_left u x : inner u (left x) == inner u y - inner u (image x).
Proof. unfold inner. rewrite <- over_minus. apply over_same. intros. unfold left. ring. Qed.
Lemma inner_squares a b p q : inner (fun i => a * p i - b * q i) (fun i => a * p i - b * q i) ==
  a * a * inner p p - $2 * (a * b * inner p q) + b * b * inner q q.
Proof. unfold inner. induction (below m) as [|i l IH]; simpl; [ring|]. rewrite IH. ring. Qed.
Lemma inner_nonneg p : 0 <= inner p p.
Proof. apply over_nonneg. intros. fnra. Qed.
Lemma gap (a b : K) : a < b -> 0 < b - a.
Proof. fra. Qed.
Arguments gap {a b}.
Lemma square_is_zero (a : K) : a * a == 0 -> a == 0.
Proof. intros E. destruct (lt_le_dec 0 a), (lt_le_dec a 0); try fra; exfalso; fnra. Qed.
Lemma inner_zero p : inner p p <= 0 -> forall a, (a < m)%nat -> p a == 0.
Proof.
  intros L a Ha. apply square_is_zero.
  apply (over_all_zero (below m) (fun a => p a * p a)); [intros; fnra|exact L|apply in_below, Ha].
Qed.
Lemma inner_both p q p' q' : (forall a, (a < m)%nat -> p a == p' a) -> (forall a, (a < m)%nat -> q a == q' a) ->
  inner p q == inner p' q'.
Proof. intros E F. apply over_same. intros a Ha. apply in_below in Ha. rewrite (E a Ha), (F a Ha). reflexivity. Qed.

(** ** A point and what shows that it is a minimiser *)

Section Point.
Variables (x u : nat -> K) (tau : K).
Hypothesis tau_positive : 0 < tau.
Hypothesis bounded : forall j, (j < n)%nat -> fabs (along u j) <= tau.
Definition tight z : Prop := forall j, (j < n)%nat -> along u j * z j == tau * fabs (z j).
Hypothesis aligned : tight x.

Lemma term_bound z j : (j < n)%nat -> along u j * z j <= tau * fabs (z j).
Proof.
  intros Hj. pose proof (bounded j Hj) as B. apply abs_le_condition in B.
  destruct (abs_spec (z j)) as [[P E]|[P E]]; rewrite E; fnra.
Qed.
Lemma product_bound z : inner u (image z) <= tau * length_one z.
Proof.
  rewrite inner_image. unfold length_one. rewrite <- over_scale. apply over_le. intros j Hj. apply term_bound,
    in_below, Hj.
Qed.
Lemma product_tight z : tau * length_one z <= inner u (image z) -> tight z.
Proof.
  rewrite inner_image. unfold length_one. rewrite <- over_scale. intros L j Hj.
  pose proof (over_all_zero (below n) (fun j => tau * fabs (z j) - along u j * z j)) as H. rewrite over_minus in H.
  assert (T : tau * fabs (z j) - along u j * z j == 0); [|fra].
  apply H; [|fra|apply in_below, Hj]. intros i Hi. apply in_below in Hi. pose proof (term_bound z i Hi). fra.
Qed.
Lemma product_at : inner u (image x) == tau * length_one x.
Proof.
  rewrite inner_image. unfold length_one. rewrite <- over_scale. apply over_same. intros j Hj. apply aligned,
    in_below, Hj.
Qed.

Definition follows z c : Prop := forall a, (a < m)%nat -> left z a == c * left x a.

(** P1 with a root: u is the residual, whose length is eta. *)
Lemma P1_with_root (eta : K) z : (forall a, (a < m)%nat -> u a == left x a) -> inner (left x) (left x) == eta * eta ->
  inner (left z) (left z) <= eta * eta ->
  length_one x <= length_one z /\ (length_one z <= length_one x -> tight z /\ follows z 1).
Proof.
  intros U E L. pose proof (product_bound z) as B. pose proof product_at as P.
  pose proof (inner_left u z) as Lz. pose proof (inner_left u x) as Lx.
  rewrite (inner_both u (left z) (left x) (left z) U) in Lz by reflexivity.
  rewrite (inner_both u (left x) (left x) (left x) U) in Lx by reflexivity.
  pose proof (inner_squares 1 1 (left x) (left z)) as S.
  pose proof (inner_nonneg (fun i => 1 * left x i - 1 * left z i)) as N.
  assert (M : tau * length_one x <= tau * length_one z) by fra.
  split; [apply le_not_lt; intros C; pose proof (mult_positive _ _ tau_positive (gap C)); fra|].
  intros M'. assert (M2 : tau * length_one z <= tau * length_one x).
  { pose proof (mult_nonneg tau (length_one x - length_one z) (lt_le _ _ tau_positive) ltac:(fra)). fra. }
  split; [apply product_tight; fra|]. intros a Ha.
  pose proof (inner_zero (fun i => 1 * left x i - 1 * left z i) ltac:(fra) a Ha) as Z. cbn beta in Z. fra.
Qed.

(** P1 without: the residual, of length eta, is orthogonal to all columns. *)
Lemma P1_without_root (eta : K) z : (forall j, (j < n)%nat -> along (left x) j == 0) ->
  inner (left x) (left x) == eta * eta -> inner (left z) (left z) <= eta * eta ->
  length_one x <= length_one z /\ (length_one z <= length_one x -> tight z /\ follows z 1).
Proof.
  intros O E L. assert (I : forall v, inner (left x) (image v) == 0).
  { intros v. rewrite inner_image. apply over_zero. intros j Hj. apply in_below in Hj. rewrite (O j Hj). ring. }
  pose proof (inner_left (left x) z) as Lz. pose proof (inner_left (left x) x) as Lx. rewrite (I z) in Lz.
  rewrite (I x) in Lx.
  pose proof (inner_squares 1 1 (left x) (left z)) as S.
  assert (F : follows z 1).
  { intros a Ha. pose proof (inner_zero (fun i => 1 * left x i - 1 * left z i) ltac:(fra) a Ha) as Z. cbn beta in Z.
    fra. }
  assert (Sm : inner u (image z) == inner u (image x)).
  { apply inner_both; [reflexivity|]. intros a Ha. specialize (F a Ha). unfold left in F. fra. }
  pose proof (product_bound z) as B. pose proof product_at as P.
  split; [apply le_not_lt; intros C; pose proof (mult_positive _ _ tau_positive (gap C)); fra|].
  intros M'. split; [|exact F]. apply product_tight.
  pose proof (mult_nonneg tau (length_one x - length_one z) (lt_le _ _ tau_positive) ltac:(fra)). fra.
Qed.

(** P3: lambda |u| <= tau, and the residual is along u, of length sigma. *)
Section P3.
Variables (lam sigma : K).
Hypothesis lam_positive : 0 < lam.
Hypothesis short : lam * lam * inner u u <= tau * tau.
Hypothesis reached : lam * inner u (left x) == sigma * tau.

Lemma P3_products s z : 0 <= s -> inner (left z) (left z) <= s * s -> lam * inner u (left z) <= s * tau /\
  (s * tau <= lam * inner u (left z) -> (forall a, (a < m)%nat -> tau * left z a == s * lam * u a) /\
    (lam * lam * inner u u < tau * tau -> s == 0)).
Proof.
  intros S L. pose proof (inner_squares (s * lam) tau u (left z)) as E.
  pose proof (inner_nonneg (fun i => s * lam * u i - tau * left z i)) as N. rewrite E in N.
  set (q := inner u (left z)) in *. set (uu := inner u u) in *. set (ww := inner (left z) (left z)) in *.
  assert (S2 : 0 <= s * s) by fnra. assert (T2 : 0 <= tau * tau) by fnra.
  pose proof (mult_nonneg (s * s) (tau * tau - lam * lam * uu) S2 ltac:(fra)) as N1.
  pose proof (mult_nonneg (tau * tau) (s * s - ww) T2 ltac:(fra)) as N2.
  assert (Cmp : s * tau * (lam * q) <= s * tau * (s * tau)) by fra.
  assert (Le : lam * q <= s * tau).
  { destruct (lt_le_dec 0 s) as [P|P].
    - apply le_not_lt. intros C. pose proof (mult_positive s tau P tau_positive) as ST.
      pose proof (mult_positive _ _ ST (gap C)). fra.
    - assert (Z : s == 0) by fra. assert (W : ww <= 0) by (rewrite Z in L; fra).
      assert (Q : q == 0); [|rewrite Q, Z; fra].
      apply over_zero. intros a Ha. apply in_below in Ha. rewrite (inner_zero _ W a Ha). ring. }
  split; [exact Le|]. intros Ge. assert (Eq : lam * q == s * tau) by fra.
  assert (Eq2 : s * lam * tau * q == s * tau * (s * tau)) by (transitivity (s * tau * (lam * q)); [ring|rewrite Eq;
    ring]).
  split.
  - intros a Ha. assert (Zr : inner (fun i => s * lam * u i - tau * left z i) (fun i => s * lam * u i - tau * left z
    i)
      <= 0) by (rewrite E; fra).
    pose proof (inner_zero _ Zr a Ha) as Z. cbn beta in Z. fra.
  - intros St. destruct (lt_le_dec 0 s) as [P|P]; [exfalso|fra].
    pose proof (mult_positive s s P P) as SS. pose proof (mult_positive _ _ SS (gap St)). fra.
Qed.

Lemma P3_minimal s z : 0 <= s -> inner (left z) (left z) <= s * s ->
  lam * length_one x + sigma <= lam * length_one z + s /\
  (lam * length_one z + s <= lam * length_one x + sigma -> tight z /\
    (forall a, (a < m)%nat -> tau * left z a == s * lam * u a) /\ (lam * lam * inner u u < tau * tau -> s == 0)).
Proof.
  intros S L. destruct (P3_products s z S L) as [P1 P2]. pose proof (product_bound z) as B. pose proof product_at as
    P.
  pose proof (inner_left u z) as Lz. pose proof (inner_left u x) as Lx.
  pose proof (mult_nonneg lam (tau * length_one z - inner u (image z)) (lt_le _ _ lam_positive) ltac:(fra)) as B'.
  assert (P' : lam * inner u (image x) == lam * (tau * length_one x)) by (rewrite P; reflexivity).
  assert (R : lam * inner u (image x) == lam * inner u y - sigma * tau) by (rewrite <- reached, Lx; ring).
  assert (Rz : lam * inner u (image z) == lam * inner u y - lam * inner u (left z)) by (rewrite Lz; ring).
  assert (M : tau * (lam * length_one x + sigma) <= tau * (lam * length_one z + s)) by fra.
  split; [apply le_not_lt; intros C; pose proof (mult_positive _ _ tau_positive (gap C)); fra|].
  intros M'. pose proof (mult_nonneg tau (lam * length_one x + sigma - (lam * length_one z + s)) (lt_le _ _
    tau_positive)
    ltac:(fra)) as M2.
  split; [|apply P2; fra]. apply product_tight. apply le_not_lt. intros C.
  pose proof (mult_positive _ _ lam_positive (gap C)). fra.
Qed.
End P3.

(** ** The only one *)

Section Only.
Variables (w : nat -> K) (F : list nat).
Hypothesis F_distinct : NoDup F.
Hypothesis F_below : forall j, In j F -> (j < n)%nat.
Hypothesis pushes : forall j, (j < n)%nat -> fabs (along u j) == tau ->
  along w j * along u j <= 0 /\ (~ x j == 0 -> along w j == 0) /\ (along w j == 0 -> In j F).

Lemma tight_free z j : (j < n)%nat -> tight z -> ~ z j == 0 -> fabs (along u j) == tau.
Proof.
  intros Hj T N. specialize (T j Hj). pose proof (bounded j Hj) as B.
  destruct (abs_spec (z j)) as [[P E]|[P E]]; rewrite E in T.
  - assert (C : along u j == tau); [|rewrite C in *; pose proof (abs_spec tau); fra].
    assert (Z : 0 < z j) by (destruct (lt_le_dec 0 (z j)); [assumption|exfalso; apply N; fra]).
    apply abs_le_condition in B. destruct (lt_le_dec (along u j) tau) as [C|C]; [exfalso|fra].
    pose proof (mult_positive _ _ (gap C) Z). fra.
  - assert (C : along u j == - tau).
    { assert (Z : 0 < - z j) by (destruct (lt_le_dec (z j) 0); [fra|exfalso; apply N; fra]).
      apply abs_le_condition in B. destruct (lt_le_dec (- tau) (along u j)) as [C|C]; [exfalso|fra].
      pose proof (mult_positive _ _ (gap C) Z). fra. }
    rewrite C. rewrite abs_opp. pose proof (abs_spec tau). fra.
Qed.
Lemma push_term z j : (j < n)%nat -> tight z -> along w j * z j <= 0 /\ (along w j * z j == 0 -> ~ z j == 0 -> In j
  F).
Proof.
  intros Hj T. destruct (eq_dec (z j) 0) as [Z|N]; [rewrite Z; split; [fra|intros _ C; exfalso; apply C;
    reflexivity]|].
  destruct (pushes j Hj (tight_free z j Hj T N)) as (P1 & _ & P3). specialize (T j Hj). split.
  - destruct (abs_spec (z j)) as [[P E]|[P E]]; rewrite E in T; apply le_not_lt; intros C.
    + assert (Z : 0 < z j) by (destruct (lt_le_dec 0 (z j)); [assumption|exfalso; apply N; fra]).
      assert (U : along u j == tau).
      { destruct (lt_le_dec (along u j) tau) as [G|G]; [exfalso; pose proof (mult_positive _ _ (gap G) Z);
        fra|]. destruct (lt_le_dec tau (along u j)) as [G'|G']; [exfalso; pose proof (mult_positive _ _ (gap G') Z);
          fra|fra]. }
      rewrite U in P1. assert (W : 0 < along w j) by (apply lt_not_le; intros W;
        pose proof (mult_nonneg (- along w j) (z j) ltac:(fra) ltac:(fra)); fra).
      pose proof (mult_positive _ _ W tau_positive). fra.
    + assert (Z : 0 < - z j) by (destruct (lt_le_dec (z j) 0); [fra|exfalso; apply N; fra]).
      assert (U : along u j == - tau).
      { destruct (lt_le_dec (along u j) (- tau)) as [G|G]; [exfalso; pose proof (mult_positive _ _ (gap G)
        Z); fra|]. destruct (lt_le_dec (- tau) (along u j)) as [G'|G']; [exfalso; pose proof (mult_positive _ _ (gap
          G') Z); fra|fra]. }
      rewrite U in P1. assert (W : 0 < - along w j) by (apply lt_not_le; intros W;
        pose proof (mult_nonneg (along w j) (- z j) ltac:(fra) ltac:(fra)); fra).
      pose proof (mult_positive _ _ W tau_positive). fra.
  - intros E _. apply P3. destruct (eq_dec (along w j) 0) as [W|W]; [exact W|exfalso]. apply N.
    setoid_replace (z j) with (/ along w j * (along w j * z j)) by (field; exact W). rewrite E. ring.
Qed.
Lemma push_point j : (j < n)%nat -> along w j * x j == 0 /\ (~ x j == 0 -> In j F).
Proof.
  intros Hj. destruct (eq_dec (x j) 0) as [Z|N]; [rewrite Z; split; [ring|intros C; exfalso; apply C; reflexivity]|].
  destruct (pushes j Hj (tight_free x j Hj aligned N)) as (_ & P2 & P3). rewrite (P2 N). split; [ring|auto].
Qed.

Lemma on_F z : tight z -> inner w (image z) == 0 -> forall j, (j < n)%nat -> ~ In j F -> z j == 0.
Proof.
  intros T I j Hj N. destruct (eq_dec (z j) 0) as [Z|Z]; [exact Z|exfalso]. apply N.
  apply (push_term z j Hj T); [|exact Z]. rewrite inner_image in I.
  assert (E : - (along w j * z j) == 0); [|fra].
  apply (over_all_zero (below n) (fun j => - (along w j * z j))).
  - intros i Hi. apply in_below in Hi. destruct (push_term z i Hi T) as [P _]. fra.
  - assert (O : over (below n) (fun j => - (along w j * z j)) == - (1) * over (below n) (fun j => along w j * z j)) by
      (rewrite <- over_scale; apply over_same; intros; ring). rewrite O, I. fra.
  - apply in_below, Hj.
Qed.
Lemma inner_push_point : inner w (image x) == 0.
Proof. rewrite inner_image. apply over_zero. intros j Hj. apply push_point, in_below, Hj. Qed.
Lemma image_on_F v : (forall j, (j < n)%nat -> ~ In j F -> v j == 0) -> forall a, image v a ==
  over F (fun j => A a j * v j).
Proof.
  intros V a. unfold image. apply (over_support n F (fun j => A a j * v j) F_distinct F_below). intros j Hj N.
  rewrite (V j Hj N). ring.
Qed.

(** Az = Ax. *)
Theorem only_point z : tight z -> follows z 1 ->
  (forall e, (forall a, (a < m)%nat -> over F (fun j => A a j * e j) == 0) -> forall j, In j F -> e j == 0) ->
  forall j, (j < n)%nat -> z j == x j.
Proof.
  intros T Fo Inj j Hj.
  assert (I : inner w (image z) == 0).
  { rewrite <- inner_push_point. apply inner_both; [reflexivity|]. intros a Ha. specialize (Fo a Ha). unfold left in
    Fo.
    fra. }
  pose proof (on_F z T I) as Vz. pose proof (on_F x aligned inner_push_point) as Vx.
  destruct (in_dec Nat.eq_dec j F) as [H|H]; [|rewrite (Vz j Hj H), (Vx j Hj H); reflexivity].
  assert (D : (z j - x j) == 0); [|fra]. apply (Inj (fun j => z j - x j)); [|exact H]. intros a Ha.
  rewrite (over_same F _ (fun j => A a j * z j - A a j * x j)) by (intros; ring).
  rewrite over_minus, <- (image_on_F z Vz), <- (image_on_F x Vx). specialize (Fo a Ha). unfold left in Fo. fra.
Qed.
(** y - Az = c rho; y is the column number n. *)
Theorem only_point_with_y z c : tight z -> follows z c -> inner w y == 0 ->
  (forall e, (forall a, (a < m)%nat -> over F (fun j => A a j * e j) + y a * e n == 0) ->
    e n == 0 /\ forall j, In j F -> e j == 0) ->
  forall j, (j < n)%nat -> z j == x j.
Proof.
  intros T Fo Y Inj j Hj.
  assert (I : inner w (image z) == 0).
  { pose proof (inner_left w x) as L. pose proof inner_push_point as P. pose proof (inner_left w z) as Lz.
    assert (E : inner w (left z) == c * inner w (left x)).
    { unfold inner. rewrite <- over_scale. apply over_same. intros a Ha. apply in_below in Ha. rewrite (Fo a Ha).
      ring. }
    assert (Z : inner w (left x) == 0) by fra. rewrite Z in E. fra. }
  pose proof (on_F z T I) as Vz. pose proof (on_F x aligned inner_push_point) as Vx.
  set (e := fun i => if (i =? n)%nat then c - 1 else z i - c * x i).
  assert (En : e n == c - 1) by (unfold e; rewrite Nat.eqb_refl; reflexivity).
  assert (Ej : forall i, (i < n)%nat -> e i == z i - c * x i).
  { intros i Hi. unfold e. destruct (Nat.eqb_spec i n); [lia|reflexivity]. }
  destruct (Inj e) as [E1 E2].
  { intros a Ha. rewrite En. rewrite (over_same F _ (fun j => A a j * z j - c * (A a j * x j))).
    - rewrite over_minus, over_scale, <- (image_on_F z Vz), <- (image_on_F x Vx). specialize (Fo a Ha). unfold left
      in Fo.
      assert (G : image z a == y a - c * (y a - image x a)) by fra. rewrite G. ring.
    - intros i Hi. rewrite (Ej i (F_below i Hi)). ring. }
  assert (C : c == 1) by fra.
  destruct (in_dec Nat.eq_dec j F) as [H|H]; [|rewrite (Vz j Hj H), (Vx j Hj H); reflexivity].
  specialize (E2 j H). rewrite (Ej j Hj), C in E2. fra.
Qed.
End Only.
End Point.

(** ** In the words of the theorems about C *)

Lemma sum_over l (f : nat -> K) : Sums.sum l f == over (below l) f.
Proof.
  induction l as [|l IH]; [reflexivity|]. unfold below in *. rewrite seq_S, over_app. simpl. rewrite IH. ring.
Qed.
Lemma residual_square z : Sums.square m (Sums.residual n A y z) == inner (left z) (left z).
Proof.
  unfold Sums.square, inner. rewrite sum_over. apply over_same. intros a _.
  unfold Sums.residual, Sums.times, left, image. rewrite sum_over. ring.
Qed.
Lemma length_is z : Sums.l1 n z == length_one z.
Proof. apply sum_over. Qed.
Lemma P1_objective (eta : K) z (v : K) : Optimisation.objective (Optimisation.P1 eta) m n A y z v <->
  inner (left z) (left z) <= eta * eta /\ length_one z <= v.
Proof. unfold Optimisation.objective, Optimisation.at_most. rewrite residual_square, length_is. tauto. Qed.
Lemma P3_objective (lam : K) z (v : K) : Optimisation.objective (Optimisation.P3 lam) m n A y z v <->
  exists s, 0 <= s /\ inner (left z) (left z) <= s * s /\ lam * length_one z + s <= v.
Proof.
  unfold Optimisation.objective, Optimisation.at_most.
  split; intros (s & S & L & M); exists s; (split; [exact S|]); revert L M; rewrite residual_square, length_is; tauto.
Qed.
Definition one_minimiser (p : Optimisation.program_over K) x : Prop :=
  Optimisation.minimiser p m n A y x /\ forall z, Optimisation.minimiser p m n A y z -> Sums.equal n z x.

Theorem P1_one (eta : K) x : inner (left x) (left x) <= eta * eta ->
  (forall z, inner (left z) (left z) <= eta * eta ->
    length_one x <= length_one z /\ (length_one z <= length_one x -> forall j, (j < n)%nat -> z j == x j)) ->
  one_minimiser (Optimisation.P1 eta) x.
Proof.
  intros F M. split; [split|].
  - exists (length_one x). apply P1_objective. split; [exact F|fra].
  - intros z v H. apply P1_objective in H. apply P1_objective. destruct H as [H1 H2]. destruct (M z H1) as [M1 _].
    split; [exact F|fra].
  - intros z [[v Hv] Hz] j Hj. apply P1_objective in Hv. destruct Hv as [Fz _]. apply (M z Fz); [|exact Hj].
    apply (P1_objective eta z), (Hz x), P1_objective. split; [exact F|fra].
Qed.
Theorem P3_one (lam sigma : K) x : 0 <= sigma -> inner (left x) (left x) <= sigma * sigma ->
  (forall s z, 0 <= s -> inner (left z) (left z) <= s * s ->
    lam * length_one x + sigma <= lam * length_one z + s /\
    (lam * length_one z + s <= lam * length_one x + sigma -> forall j, (j < n)%nat -> z j == x j)) ->
  one_minimiser (Optimisation.P3 lam) x.
Proof.
  intros S F M. split; [split|].
  - exists (lam * length_one x + sigma). apply P3_objective. exists sigma. split; [exact S|]. split; [exact F|fra].
  - intros z v H. apply P3_objective in H. destruct H as (s & S1 & S2 & S3). destruct (M s z S1 S2) as [M1 _].
    apply P3_objective. exists sigma. split; [exact S|]. split; [exact F|fra].
  - intros z [_ Hz] j Hj.
    assert (O : Optimisation.objective (Optimisation.P3 lam) m n A y z (lam * length_one x + sigma)).
    { apply (Hz x), P3_objective. exists sigma. split; [exact S|]. split; [exact F|fra]. }
    apply P3_objective in O. destruct O as (s & S1 & S2 & S3). apply (M s z S1 S2); assumption.
Qed.

(** 0, if it is feasible. *)
Theorem P1_zero (eta : K) : inner y y <= eta * eta -> one_minimiser (Optimisation.P1 eta) (fun _ => 0).
Proof.
  intros F. assert (Z : length_one (fun _ => 0) == 0).
  { apply over_zero. intros. pose proof (abs_spec (0 : K)). fra. }
  apply P1_one.
  - assert (E : inner (left (fun _ => 0)) (left (fun _ => 0)) == inner y y); [|rewrite E; exact F].
    assert (G : forall a, left (fun _ => 0) a == y a).
    { intros a. unfold left, image. rewrite over_zero by (intros; ring). ring. }
    apply inner_both; intros a _; apply G.
  - intros z _. rewrite Z. split; [apply over_nonneg; intros; apply abs_nonneg|]. intros L j Hj.
    pose proof (over_all_zero (below n) (fun j => fabs (z j)) (fun j _ => abs_nonneg (z j)) L j
      (proj2 (in_below n j) Hj)) as E. cbn beta in E. apply abs_zero. fra.
Qed.

(** Nothing is feasible if u is orthogonal to all columns, and <u, y> > eta |u|. *)
Theorem P1_none (eta : K) u : (forall j, (j < n)%nat -> along u j == 0) -> 0 < inner u y ->
  eta * eta * inner u u < inner u y * inner u y ->
  forall z (v : K), ~ Optimisation.objective (Optimisation.P1 eta) m n A y z v.
Proof.
  intros O P L z v H. apply P1_objective in H. destruct H as [F _].
  assert (I : inner u (image z) == 0).
  { rewrite inner_image. apply over_zero. intros j Hj. apply in_below in Hj. rewrite (O j Hj). ring. }
  pose proof (inner_left u z) as E. rewrite I in E.
  pose proof (inner_squares (inner u u) (inner u y) (left z) u) as S.
  pose proof (inner_nonneg (fun i => inner u u * left z i - inner u y * u i)) as N. rewrite S in N.
  assert (C : inner (left z) u == inner u y) by (transitivity (inner u (left z)); [apply over_same; intros;
    ring|fra]).
  rewrite C in N. pose proof (inner_nonneg u) as U. destruct (lt_le_dec 0 (inner u u)) as [U0|U0].
  - set (q := inner u y) in *. set (uu := inner u u) in *. set (ww := inner (left z) (left z)) in *.
    pose proof (mult_nonneg uu (eta * eta - ww) U ltac:(fra)) as W. clearbody q uu ww.
    pose proof (mult_positive uu (q * q - uu * ww) U0 ltac:(fra)). fra.
  - assert (Z : inner u y == 0); [|fra]. apply over_zero. intros a Ha. apply in_below in Ha.
    rewrite (inner_zero u U0 a Ha). ring.
Qed.
End Roots.
