(** * E1: one block of primal-dual iterations

    F(z) = lambda |z|_1 + |Az - y|_2, tau_1 tau_2 |A|^2 <= 1, u^0 = 0, and for j = 0, ..., p - 1

      z^{j+1} = prox_{tau_1 lambda |.|_1}(z^j - tau_1 A^T u^j), the soft threshold in every coordinate,
      u^{j+1} = the projection of u^j + tau_2 (A(2 z^{j+1} - z^j) - y) onto the Euclidean unit ball.

    The mean Z_p of z^1, ..., z^p has F(Z_p) - F(x) <= (|x - z^0|^2/tau_1 + 1/tau_2)/p for every x ([E1_block]).

    Roots.  |A| is an inequality: tau_1 tau_2 |Ax|^2 <= |x|^2 for all x.  The projection of w is the u in the ball with
    <w - u, v - u> <= 0 for all v in the ball ([projection]); where |w|_2 is a number of the field it is w or w/|w|_2
    ([projection_formula]).

    Idea.  Threshold and projection give one inequality each; added up, with the three-points identity, the distance
    [gap] from (x, v) falls by what the iteration gains ([E1_iteration]).  Sum over the iterations, use convexity, and
    choose the v with <AZ_p - y, v> = |AZ_p - y|_2: by [norm_dual] no such v need be in the field. *)

From Coq Require Import ZArith QArith Lia PeanoNat List Setoid Morphisms.
From Barriers Require Import OrderedFields LinearSystems Lengths Recovery.
Import ListNotations.
Open Scope field_scope.

Section Blocks.
Context {K : ordered_field}.
Add Field K_f : (K_field K) (morphism (of_Q_morph K), constants [f_cst], setoid (K_setoid K) (K_ext K)).
Variables (m N : nat) (A : nat -> nat -> K) (lambda : K).
Implicit Types (y x z u v w : nat -> K) (c f : K).

Let rows := below m.
Let columns := below N.

(** ** The two maps *)

(** prox of c |.|, c >= 0 *)
Definition soft_threshold c (w : K) : K :=
  if lt_le_dec c w then w - c else if lt_le_dec w (- c) then w + c else 0.

(** u is the projection of w onto the unit ball. *)
Definition projection w u : Prop :=
  rows_at_most m u 1 /\ forall v, rows_at_most m v 1 -> dot (below m) (fun i => w i - u i) (fun i => v i - u i) <= 0.

Lemma soft_threshold_inequality c (w t : K) : 0 <= c ->
  c * fabs (soft_threshold c w) - c * fabs t <= (w - soft_threshold c w) * (soft_threshold c w - t).
Proof.
  intros C. pose proof (abs_spec t) as X. unfold soft_threshold.
  destruct (lt_le_dec c w) as [H | H]; [| destruct (lt_le_dec w (- c)) as [G | G]].
  - assert (E : fabs (w - c) == w - c) by (pose proof (abs_spec (w - c)); fra). rewrite E.
    destruct X as [[X Et] | [X Et]]; rewrite Et; fnra.
  - assert (E : fabs (w + c) == - (w + c)) by (pose proof (abs_spec (w + c)); fra). rewrite E.
    destruct X as [[X Et] | [X Et]]; rewrite Et; fnra.
  - assert (E : fabs (0 : K) == 0) by (pose proof (abs_spec (0 : K)); fra). rewrite E.
    destruct X as [[X Et] | [X Et]]; rewrite Et; fnra.
Qed.

(** The projection is unique, and where there are roots it is what one expects. *)
Lemma projection_unique w u u' : projection w u -> projection w u' -> forall i, (i < m)%nat -> u i == u' i.
Proof.
  intros [B P] [B' P'] i Hi. specialize (P u' B'). specialize (P' u B).
  assert (D : dot rows (fun i => u i - u' i) (fun i => u i - u' i) == dot rows (fun i => w i - u i)
    (fun i => u' i - u i) + dot rows (fun i => w i - u' i) (fun i => u i - u' i)).
  { unfold dot. rewrite <- over_plus. apply over_same. intros. ring. }
  assert (Z : dot rows (fun i => u i - u' i) (fun i => u i - u' i) <= 0) by (rewrite D; fold rows in P, P'; fra).
  pose proof (over_all_zero rows _ (fun i _ => square_nonneg (u i - u' i)) Z i (proj2 (in_below m i) Hi)) as S.
  assert (T : u i - u' i == 0) by (apply square_zero; cbv beta in S; fra). fra.
Qed.

Lemma projection_formula w n : 0 <= n -> n * n == dot rows w w ->
  projection w (fun i => if lt_le_dec 1 n then / n * w i else w i).
Proof.
  intros P E. assert (W : rows_at_most m w n) by (split; [exact P | rewrite E; apply le_refl]).
  destruct (lt_le_dec 1 n) as [L | L].
  - assert (I : / n * n == 1) by (apply (finv_left K); fra). pose proof (inverse_positive n ltac:(fra)) as I0.
    assert (I1 : / n <= 1).
    { apply (mult_le_cancel _ _ n ltac:(fra)). fra. }
    split.
    + apply (norm_le _ _ (/ n * n)); [fra |]. apply norm_scale; [fra | exact W].
    + intros v V. pose proof (cauchy _ _ _ _ _ W V) as C. fold rows in C |- *.
      assert (D : dot rows (fun i => w i - / n * w i) (fun i => v i - / n * w i) ==
        (1 - / n) * (dot rows w v - / n * (n * n))).
      { rewrite E. unfold dot. rewrite <- (over_scale _ (/ n)), <- over_minus, <- over_scale. apply over_same.
        intros. ring. }
      rewrite D. assert (F : / n * (n * n) == n) by (transitivity (/ n * n * n); [ring | rewrite I; ring]).
      rewrite F. assert (0 <= (1 - / n) * (n * 1 - dot rows w v)) by (apply mult_nonneg; fra). fra.
  - split; [apply (norm_le _ _ _ _ L W) |]. intros v _. unfold dot. rewrite over_zero; [apply le_refl |]. intros. ring.
Qed.

(** ** One iteration *)

Hypothesis lambda_nonneg : 0 <= lambda.
Variables tau1 tau2 : K.
Hypothesis tau1_positive : 0 < tau1.
Hypothesis tau2_positive : 0 < tau2.
(** tau_1 tau_2 |A|^2 <= 1 *)
Hypothesis norm_small : forall x, tau1 * tau2 * dot (below m) (image N A x) (image N A x) <= dot (below N) x x.

Definition iteration y z u z' u' : Prop :=
  (forall j, (j < N)%nat -> z' j ==
     soft_threshold (tau1 * lambda) (z j - tau1 * over (below m) (fun i => A i j * u i))) /\
  projection (fun i => u i + tau2 * (image N A (fun j => $2 * z' j - z j) i - y i)) u'.

Let t1 := / tau1.
Let t2 := / tau2.

Lemma t1_tau1 : t1 * tau1 == 1 /\ 0 < t1.
Proof. split; [apply (finv_left K); fra | apply inverse_positive, tau1_positive]. Qed.

Lemma t2_tau2 : t2 * tau2 == 1 /\ 0 < t2.
Proof. split; [apply (finv_left K); fra | apply inverse_positive, tau2_positive]. Qed.

(** 2 <Ax, u> <= |x|^2/tau_1 + |u|^2/tau_2 *)
Lemma pairing x u : $2 * dot rows (image N A x) u <= t1 * dot columns x x + t2 * dot rows u u.
Proof.
  destruct t1_tau1 as [E1 P1], t2_tau2 as [E2 P2]. set (a := image N A x). pose proof (norm_small x) as L.
  fold a rows columns in L. set (X := dot columns x x) in *.
  pose proof (dot_nonneg rows (fun i => tau2 * a i - u i)) as D.
  rewrite dot_difference, !dot_scale, (dot_comm rows a (fun i => tau2 * a i)), dot_scale in D.
  set (s := dot rows a a) in *. set (d := dot rows a u) in *. set (n := dot rows u u) in *. clearbody s d n X.
  assert (D' : 0 <= t2 * (tau2 * (tau2 * s) - $2 * (tau2 * d) + n)) by (apply mult_nonneg; fra).
  assert (F : t2 * (tau2 * (tau2 * s) - $2 * (tau2 * d) + n) ==
    (t2 * tau2) * (tau2 * s) - $2 * (t2 * tau2) * d + t2 * n) by ring. rewrite F, E2 in D'.
  assert (L' : 0 <= t1 * (X - tau1 * tau2 * s)) by (apply mult_nonneg; fra).
  assert (G : t1 * (X - tau1 * tau2 * s) == t1 * X - (t1 * tau1) * (tau2 * s)) by ring. rewrite G, E1 in L'. fra.
Qed.

(** The distance of (z, u) from (x, v), twice Delta. *)
Definition gap x v z u : K :=
  / tau1 * dot (below N) (fun j => x j - z j) (fun j => x j - z j) +
  / tau2 * dot (below m) (fun i => v i - u i) (fun i => v i - u i) -
  $2 * dot (below m) (fun i => image N A x i - image N A z i) (fun i => v i - u i).

Lemma gap_nonneg x v z u : 0 <= gap x v z u.
Proof.
  pose proof (pairing (fun j => x j - z j) (fun i => v i - u i)) as P. unfold gap. fold rows columns t1 t2.
  assert (E : dot rows (image N A (fun j => x j - z j)) (fun i => v i - u i) ==
    dot rows (fun i => image N A x i - image N A z i) (fun i => v i - u i)).
  { apply dot_same; [intros; apply image_minus | reflexivity]. }
  rewrite E in P. fra.
Qed.

(** What the threshold gives, and what the projection gives. *)
Lemma threshold_gain y x z u z' u' : iteration y z u z' u' ->
  lambda * size N z' - lambda * size N x <=
  t1 * dot columns (fun j => z j - z' j) (fun j => z' j - x j) -
  dot rows (fun i => image N A z' i - image N A x i) u.
Proof.
  intros [Z _]. destruct t1_tau1 as [E1 P1]. set (g j := over (below m) (fun i => A i j * u i)) in *.
  assert (T : dot rows (fun i => image N A z' i - image N A x i) u == dot columns (fun j => z' j - x j) g).
  { rewrite (dot_same rows _ (image N A (fun j => z' j - x j)) _ u)
      by (intros; rewrite ?image_minus; reflexivity). apply dot_transpose. }
  rewrite T.
  assert (L : tau1 * lambda * size N z' - tau1 * lambda * size N x <=
    dot columns (fun j => z j - z' j) (fun j => z' j - x j) - tau1 * dot columns (fun j => z' j - x j) g).
  { unfold size, norm1, dot. fold columns. rewrite <- !over_scale, <- !over_minus. apply over_le. intros j Hj.
    apply in_below in Hj. pose proof (Z j Hj) as Zj. fold (g j) in Zj.
    pose proof (mult_nonneg _ _ (lt_le _ _ tau1_positive) lambda_nonneg) as C.
    pose proof (soft_threshold_inequality (tau1 * lambda) (z j - tau1 * g j) (x j) C) as H.
    rewrite <- Zj in H. fra. }
  assert (M : 0 <= t1 * (dot columns (fun j => z j - z' j) (fun j => z' j - x j) -
    tau1 * dot columns (fun j => z' j - x j) g - (tau1 * lambda * size N z' - tau1 * lambda * size N x)))
    by (apply mult_nonneg; fra).
  set (d := dot columns (fun j => z j - z' j) (fun j => z' j - x j)) in *. set (e := dot columns _ g) in *.
  assert (F : t1 * (d - tau1 * e - (tau1 * lambda * size N z' - tau1 * lambda * size N x)) ==
    t1 * d - (t1 * tau1) * e - (t1 * tau1) * (lambda * size N z' - lambda * size N x)) by ring.
  rewrite F, E1 in M. fra.
Qed.

Lemma projection_gain y z u z' u' v : iteration y z u z' u' -> rows_at_most m v 1 ->
  t2 * dot rows (fun i => u i - u' i) (fun i => v i - u' i) +
  dot rows (fun i => $2 * image N A z' i - image N A z i - y i) (fun i => v i - u' i) <= 0.
Proof.
  intros [_ [_ P]] V. destruct t2_tau2 as [E2 P2]. specialize (P v V). fold rows in P.
  set (b i := $2 * image N A z' i - image N A z i - y i).
  assert (D : dot rows (fun i => u i + tau2 * (image N A (fun j => $2 * z' j - z j) i - y i) - u' i)
    (fun i => v i - u' i) == dot rows (fun i => u i - u' i) (fun i => v i - u' i) +
    tau2 * dot rows b (fun i => v i - u' i)).
  { unfold dot. rewrite <- over_scale, <- over_plus. apply over_same. intros i _. rewrite image_minus, image_scale.
    unfold b. ring. }
  rewrite D in P. set (d := dot rows (fun i => u i - u' i) _) in *. set (e := dot rows b _) in *.
  assert (M : 0 <= t2 * - (d + tau2 * e)) by (apply mult_nonneg; fra).
  assert (F : t2 * - (d + tau2 * e) == - (t2 * d) - (t2 * tau2) * e) by ring. rewrite F, E2 in M. fra.
Qed.

(** 2 <p - p', p' - q> = |q - p|^2 - |q - p'|^2 - |p - p'|^2 *)
Lemma three_points S (p p' q : nat -> K) : $2 * dot S (fun i => p i - p' i) (fun i => p' i - q i) ==
  dot S (fun i => q i - p i) (fun i => q i - p i) - dot S (fun i => q i - p' i) (fun i => q i - p' i) -
  dot S (fun i => p' i - p i) (fun i => p' i - p i).
Proof. unfold dot. rewrite <- over_scale, <- !over_minus. apply over_same. intros. ring. Qed.

Theorem E1_iteration y x z u z' u' v : iteration y z u z' u' -> rows_at_most m v 1 ->
  $2 * (lambda * size N z' + dot (below m) (fun i => image N A z' i - y i) v -
    (lambda * size N x + dot (below m) (fun i => image N A x i - y i) u')) <= gap x v z u - gap x v z' u'.
Proof.
  intros It V. pose proof (threshold_gain y x z u z' u' It) as T. pose proof (projection_gain y z u z' u' v It V) as P.
  pose proof (three_points columns z z' x) as Tz. pose proof (three_points rows u u' v) as Tu.
  pose proof (pairing (fun j => z' j - z j) (fun i => u' i - u i)) as B. unfold gap.
  fold rows columns t1 t2.
  set (a := image N A z) in *. set (a' := image N A z') in *. set (ax := image N A x) in *.
  assert (Eb : dot rows (image N A (fun j => z' j - z j)) (fun i => u' i - u i) ==
    dot rows (fun i => a' i - a i) (fun i => u' i - u i)).
  { apply dot_same; [intros; apply image_minus | reflexivity]. }
  rewrite Eb in B.
  assert (Eu : dot rows (fun i => u i - u' i) (fun i => v i - u' i) ==
    - dot rows (fun i => u i - u' i) (fun i => u' i - v i)).
  { setoid_replace (- dot rows (fun i => u i - u' i) (fun i => u' i - v i))
      with (- (1) * dot rows (fun i => u i - u' i) (fun i => u' i - v i)) by ring.
    unfold dot. rewrite <- over_scale. apply over_same. intros. ring. }
  rewrite Eu in P.
  assert (I : dot rows (fun i => a' i - y i) v - dot rows (fun i => ax i - y i) u' ==
    dot rows (fun i => $2 * a' i - a i - y i) (fun i => v i - u' i) + dot rows (fun i => a' i - ax i) u -
    dot rows (fun i => ax i - a i) (fun i => v i - u i) + dot rows (fun i => ax i - a' i) (fun i => v i - u' i) +
    dot rows (fun i => a' i - a i) (fun i => u' i - u i)).
  { unfold dot. rewrite <- !over_plus, <- !over_minus, <- !over_plus. apply over_same. intros. ring. }
  set (dz := dot columns (fun i => z i - z' i) (fun i => z' i - x i)) in *.
  set (du := dot rows (fun i => u i - u' i) (fun i => u' i - v i)) in *.
  set (z1 := dot columns (fun i => x i - z i) (fun i => x i - z i)) in *.
  set (z2 := dot columns (fun i => x i - z' i) (fun i => x i - z' i)) in *.
  set (z3 := dot columns (fun i => z' i - z i) (fun i => z' i - z i)) in *.
  set (u1 := dot rows (fun i => v i - u i) (fun i => v i - u i)) in *.
  set (u2 := dot rows (fun i => v i - u' i) (fun i => v i - u' i)) in *.
  set (u3 := dot rows (fun i => u' i - u i) (fun i => u' i - u i)) in *.
  assert (Fz : t1 * ($2 * dz) == t1 * (z1 - z2 - z3)) by (rewrite Tz; reflexivity).
  assert (Fu : t2 * ($2 * du) == t2 * (u1 - u2 - u3)) by (rewrite Tu; reflexivity).
  fra.
Qed.

(** ** A block *)

(** u^0 = 0, and p iterations *)
Definition iterates y (z u : nat -> nat -> K) (p : nat) : Prop :=
  (forall i, (i < m)%nat -> u O i == 0) /\ forall j, (j < p)%nat -> iteration y (z j) (u j) (z (S j)) (u (S j)).

(** The mean of z^1, ..., z^p. *)
Definition mean (z : nat -> nat -> K) (p : nat) (j : nat) : K := over (below p) (fun k => z (S k) j) / number p.

Lemma below_succ p (g : nat -> K) : over (below (S p)) g == over (below p) g + g p.
Proof. unfold below. rewrite seq_S, over_app. simpl. ring. Qed.

Lemma summed y x (z u : nat -> nat -> K) p v : iterates y z u p -> rows_at_most m v 1 ->
  over (below p) (fun k => $2 * (lambda * size N (z (S k)) + dot rows (fun i => image N A (z (S k)) i - y i) v -
    (lambda * size N x + dot rows (fun i => image N A x i - y i) (u (S k))))) <=
  gap x v (z O) (u O) - gap x v (z p) (u p).
Proof.
  intros [_ It] V. induction p as [| p IH]; [simpl; fra |]. rewrite below_succ.
  pose proof (E1_iteration y x _ _ _ _ v (It p ltac:(lia)) V) as G. fold rows in G.
  specialize (IH (fun j Hj => It j ltac:(lia))). fra.
Qed.

Lemma mean_times (z : nat -> nat -> K) p j : (0 < p)%nat ->
  number p * mean z p j == over (below p) (fun k => z (S k) j).
Proof.
  intros P. unfold mean, fdiv. set (s := over _ _). pose proof (number_positive (K := K) p P) as Q.
  assert (I : / number p * number p == (1 : K)) by (apply (finv_left K); fra).
  transitivity (/ number p * number p * s); [ring | rewrite I; ring].
Qed.

(** Convexity: p (lambda |Z_p|_1 + <AZ_p - y, v>) is at most the sum of the same of the iterates. *)
Lemma mean_convex y (z : nat -> nat -> K) p v : (0 < p)%nat -> let Z := mean z p in
  number p * (lambda * size N Z + dot rows (fun i => image N A Z i - y i) v) <=
  over (below p) (fun k => lambda * size N (z (S k)) + dot rows (fun i => image N A (z (S k)) i - y i) v).
Proof.
  intros P Z. pose proof (number_positive (K := K) p P) as Q. rewrite over_plus.
  assert (L : number p * size N Z <= over (below p) (fun k => size N (z (S k)))).
  { unfold size, norm1. rewrite <- over_scale, over_swap. apply over_le. intros j _.
    assert (E : number p * fabs (Z j) == fabs (over (below p) (fun k => z (S k) j))).
    { rewrite <- (mean_times z p j P), abs_mult. pose proof (abs_spec (number (K := K) p)).
      assert (X : fabs (number (K := K) p) == number p) by fra. rewrite X. reflexivity. }
    rewrite E. apply over_abs. intros. apply le_refl. }
  assert (D : number p * dot rows (fun i => image N A Z i - y i) v ==
    over (below p) (fun k => dot rows (fun i => image N A (z (S k)) i - y i) v)).
  { unfold dot. rewrite over_swap, <- over_scale. apply over_same. intros i _. rewrite over_scale_right, over_minus.
    rewrite over_constant, below_length.
    assert (E : number p * image N A Z i == over (below p) (fun k => image N A (z (S k)) i)).
    { unfold image. rewrite over_swap, <- over_scale. apply over_same. intros j _. rewrite over_scale.
      rewrite <- (mean_times z p j P). fold Z. ring. }
    rewrite <- E. ring. }
  rewrite over_scale, <- D. assert (0 <= lambda * (over (below p) (fun k => size N (z (S k))) - number p * size N Z))
    by (apply mult_nonneg; fra). fra.
Qed.

Theorem E1_block y x (z u : nat -> nat -> K) p f : (0 < p)%nat -> iterates y z u p ->
  value_at_most m N A y lambda x f ->
  value_at_most m N A y lambda (mean z p)
    (f + (dot (below N) (fun j => x j - z O j) (fun j => x j - z O j) / tau1 + 1 / tau2) / number p).
Proof.
  intros P It V. destruct t1_tau1 as [E1 P1], t2_tau2 as [E2 P2]. apply norm_dual. intros v Hv.
  pose proof (summed y x z u p v It Hv) as S. pose proof (mean_convex y z p v P) as C. cbv zeta in C.
  pose proof (gap_nonneg x v (z p) (u p)) as G. rewrite over_scale in S.
  (* the gap at the start *)
  assert (G0 : gap x v (z O) (u O) <=
    $2 * (t1 * dot columns (fun j => x j - z O j) (fun j => x j - z O j) + t2 * dot rows v v)).
  { pose proof (pairing (fun j => z O j - x j) v) as B. unfold gap. fold rows columns t1 t2.
    assert (U : forall i, In i rows -> v i - u O i == v i).
    { intros i Hi. apply in_below in Hi. rewrite (proj1 It i Hi). ring. }
    rewrite (dot_same rows (fun i => v i - u O i) v _ _ U U).
    rewrite (dot_same rows (fun i => image N A x i - image N A (z O) i) _ (fun i => v i - u O i) v
      (fun i _ => reflexivity _) U).
    assert (X : dot rows (image N A (fun j => z O j - x j)) v ==
      - (1) * dot rows (fun i => image N A x i - image N A (z O) i) v).
    { rewrite <- dot_scale. apply dot_same; [| reflexivity]. intros. rewrite image_minus. ring. }
    assert (Y : dot columns (fun j => z O j - x j) (fun j => z O j - x j) ==
      dot columns (fun j => x j - z O j) (fun j => x j - z O j)) by (apply over_same; intros; ring).
    rewrite X, Y in B. fra. }
  set (d := dot columns (fun j => x j - z O j) (fun j => x j - z O j)) in *.
  (* <Ax - y, u^j> <= |Ax - y|_2 *)
  set (b := f - lambda * size N x).
  assert (B : over (below p) (fun k => lambda * size N x + dot rows (fun i => image N A x i - y i) (u (Datatypes.S k)))
    <= number p * f).
  { assert (W : over (below p) (fun _ => f) == number p * f) by (rewrite over_constant, below_length; reflexivity).
    rewrite <- W. apply over_le. intros k Hk. apply in_below in Hk. destruct (proj2 It k Hk) as [_ [Uk _]].
    pose proof (cauchy _ _ _ _ _ V Uk) as Ck. fold rows in Ck. fra. }
  rewrite over_minus in S.
  set (sum1 := over (below p) (fun k => lambda * size N (z (Datatypes.S k)) + _)) in *.
  set (sum2 := over (below p) _) in B, S. fold rows.
  destruct Hv as [_ Hv]. fold rows in Hv.
  assert (0 <= t2 * (1 * 1 - dot rows v v)) by (apply mult_nonneg; fra).
  pose proof (number_positive (K := K) p P) as Q. apply (mult_le_cancel _ _ (number p) Q).
  set (k := / number (K := K) p). assert (I : k * number p == 1) by (apply (finv_left K); fra).
  unfold fdiv. fold t1 t2 k columns. fold d.
  set (D := dot rows (fun i => image N A (mean z p) i - y i) v) in *.
  assert (R : (f + (d * t1 + 1 * t2) * k - lambda * size N (mean z p)) * number p ==
    number p * f + (d * t1 + t2) * (k * number p) - number p * (lambda * size N (mean z p))) by ring.
  rewrite R, I. fra.
Qed.
End Blocks.
