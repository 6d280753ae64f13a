(** * The only minimiser, by what a dual vector leaves free

    As in Duality.v, a dual vector shows that x is a minimiser.  Here no column need be strictly below lambda: another
    minimiser z has Az = Ax and the signs of A^T u, so e = z - x vanishes but on the columns that u leaves free, and,
    with a push w, on those that w moves from their side.  If no other vector with Ae = 0 does, x is the only one. *)

From Coq Require Import ZArith QArith List Lia Setoid.
From Barriers Require Import OrderedFields Archimedean Networks Duality.
Import ListNotations.
Open Scope field_scope.

Section Only.
Context {K : ordered_field}.
Local Notation "0" := (@fzero K) : field_scope.
Local Notation "1" := (@fone K) : field_scope.
Local Notation vector := (vector K).
Add Field K_f : (K_field K) (morphism (of_Q_morph K), constants [f_cst], setoid (K_setoid K) (K_ext K)).
Implicit Types (v w x y z u c : vector) (a b s t : K).

(** ** A programme with bounds *)

Definition within_bounds (l h : list (option K)) z : Prop :=
  Forall2 (fun m a => match m with Some q => q <= a | None => True end) l z /\
  Forall2 (fun m a => match m with Some q => a <= q | None => True end) h z.
(** Az = y, l <= z <= h *)
Definition admitted_by (A : list vector) y (l h : list (option K)) z : Prop :=
  length z = length l /\ same (product A z) y /\ within_bounds l h z.
Definition only_optimal (A : list vector) y cost (l h : list (option K)) x : Prop :=
  admitted_by A y l h x /\
  forall z, admitted_by A y l h z -> dot cost x <= dot cost z /\ (dot cost z <= dot cost x -> same z x).

(** e vanishes off the columns that are chosen. *)
Definition off_chosen (chosen : list bool) (e : vector) : Prop :=
  Forall2 (fun (b : bool) a => b = false -> a == 0) chosen e.
Definition injective_on (A : list vector) (chosen : list bool) : Prop :=
  forall e, off_chosen chosen e -> Forall (fun a => a == 0) (product A e) -> Forall (fun a => a == 0) e.

(** The entries of the reduced costs d, of x, of the bounds; what is chosen. *)
Inductive reduced : list bool -> vector -> vector -> list (option K) -> list (option K) -> Prop :=
  | reduced_none : reduced [] [] [] [] []
  | reduced_one (b : bool) a d l h bs x ds ls hs :
      (0 < d -> exists m, l = Some m /\ a == m) -> (d < 0 -> exists m, h = Some m /\ a == m) ->
      (b = false -> d == 0 -> exists m m', l = Some m /\ h = Some m' /\ m == m') ->
      reduced bs x ds ls hs -> reduced (b :: bs) (a :: x) (d :: ds) (l :: ls) (h :: hs).

Lemma reduced_cost bs x ds ls hs : reduced bs x ds ls hs -> within_bounds ls hs x -> forall z, within_bounds ls hs z ->
  dot ds x <= dot ds z /\ (dot ds z <= dot ds x -> off_chosen bs (difference z x)).
Proof.
  intros R. induction R as [|b a d l h bs x ds ls hs H1 H2 H3 R IH]; intros [Wx Wx'] z [Wz Wz'].
  - inversion Wz. subst. split; [apply le_refl|]. intros _. constructor.
  - inversion Wz as [|? a' ? z' Lz Wz0]. subst. inversion Wz' as [|? ? ? ? Hz Wz1]. subst.
    inversion Wx as [|? ? ? ? Lx Wx0]. subst. inversion Wx' as [|? ? ? ? Hx Wx1]. subst.
    destruct (IH (conj Wx0 Wx1) z' (conj Wz0 Wz1)) as [I1 I2]. cbn [dot difference].
    assert (T : d * a <= d * a' /\ (d * a' <= d * a -> d == 0 \/ a' == a)).
    { destruct (lt_le_dec 0 d) as [P|P]; [|destruct (lt_le_dec d 0) as [P'|P']].
      - destruct (H1 P) as (m & -> & E). rewrite E. assert (0 <= d * (a' - m)) by (apply mult_le_0_compat; fra).
        split; [fra|]. intros L. right. destruct (lt_le_dec m a') as [S|S]; [exfalso|fra].
        pose proof (mult_lt_0_compat d (a' - m) P ltac:(fra)). fra.
      - destruct (H2 P') as (m & -> & E). rewrite E. assert (0 <= (- d) * (m - a')) by (apply mult_le_0_compat; fra).
        split; [fra|]. intros L. right. destruct (lt_le_dec a' m) as [S|S]; [exfalso|fra].
        pose proof (mult_lt_0_compat (- d) (m - a') ltac:(fra) ltac:(fra)). fra.
      - assert (E : d == 0) by fra. split; [rewrite E; fra|]. intros _. left. exact E. }
    destruct T as [T1 T2]. split; [fra|]. intros L. constructor; [|apply I2; fra]. intros B.
    destruct (T2 ltac:(fra)) as [E|E]; [|rewrite E; ring].
    destruct (H3 B E) as (m & m' & -> & -> & Em). fra.
Qed.

Lemma zero_difference z : forall x, length z = length x -> Forall (fun a => a == 0) (difference z x) -> same z x.
Proof.
  induction z as [|a z IH]; intros [|b x] L F; try discriminate; constructor; inversion_clear F as [|? ? E F'].
  - fra.
  - apply IH; [simpl in L; lia|exact F'].
Qed.
Lemma product_difference A z x : length z = length x ->
  forall y, same (product A z) y -> same (product A x) y -> Forall (fun a => a == 0) (product A (difference z x)).
Proof.
  intros L. induction A as [|r A IH]; intros y Hz Hx; [constructor|]. cbn [product map] in *.
  inversion Hz as [|? b ? y' Ez Hz']. subst. inversion Hx as [|? ? ? ? Ex Hx']. subst. constructor.
  - rewrite dot_difference by exact L. fra.
  - apply (IH y' Hz' Hx').
Qed.

(** d = cost - A^T u: <d, z> = <cost, z> - <u, Az>. *)
Theorem reduced_only A y cost ls hs x u ds bs : admitted_by A y ls hs x ->
  (forall z, length z = length x -> dot ds z == dot cost z - dot u (product A z)) ->
  reduced bs x ds ls hs -> injective_on A bs -> only_optimal A y cost ls hs x.
Proof.
  intros Ad D R I. split; [exact Ad|]. intros z Az. destruct Ad as (Lx & Px & Wx). destruct Az as (Lz & Pz & Wz).
  destruct (reduced_cost _ _ _ _ _ R Wx z Wz) as [C1 C2].
  assert (L : length z = length x) by congruence.
  assert (E : dot u (product A z) == dot u (product A x)).
  { rewrite (dot_same u _ _ Pz), (dot_same u _ _ Px). reflexivity. }
  rewrite (D z L), (D x eq_refl) in *. split; [fra|]. intros Cz. apply zero_difference; [exact L|].
  apply I; [apply C2; fra|apply (product_difference A z x L y Pz Px)].
Qed.

(** ** Regressions *)

Lemma both_zero v : forall w, l1 w <= 0 -> l1 v <= 0 -> length v = length w -> same v w.
Proof.
  induction v as [|a v IH]; intros [|b w] W V L; try discriminate; simpl in *; constructor.
  - pose proof (l1_nonneg v). pose proof (l1_nonneg w). pose proof (abs_nonneg a). pose proof (abs_nonneg b).
    rewrite (abs_zero a), (abs_zero b) by fra. reflexivity.
  - pose proof (abs_nonneg a). pose proof (abs_nonneg b). apply IH; [fra|fra|simpl in L; lia].
Qed.
Lemma signs_l1 lam x c : Forall2 (fun a b => (0 < a -> b == lam) /\ (a < 0 -> b == - lam)) x c -> dot c x == lam * l1 x.
Proof.
  intros F. induction F as [|a b x c [H1 H2] _ IH]; simpl; [ring|]. rewrite IH.
  assert (E : b * a == lam * fabs a); [|rewrite E; ring].
  destruct (abs_spec a) as [[P E]|[P E]]; rewrite E.
  - destruct (lt_le_dec 0 a) as [S|S]; [rewrite (H1 S); ring|]. assert (Z : a == 0) by fra. rewrite Z. ring.
  - destruct (lt_le_dec a 0) as [S|S]; [rewrite (H2 S); ring|]. assert (Z : a == 0) by fra. rewrite Z. ring.
Qed.

Section Regression.
Variables (p : problem) (lam eta : K) (A : list vector) (y x u c : vector).
Hypothesis kind : p <> LP.
Hypothesis rows : length y = length A.
Hypothesis correlation : forall z, length z = length x -> dot c z == dot u (product A z).
Hypothesis length_c : length c = length x.
Hypothesis length_u : length u = length A.
Hypothesis lam_positive : 0 < lam.
Hypothesis one : p = P1 -> lam == 1.
Hypothesis columns_bounded : bounded lam c.
Let r := rest A y.

(** Where x is not 0, c is lambda times its sign. *)
Hypothesis fits : Forall2 (fun a b => (0 < a -> b == lam) /\ (a < 0 -> b == - lam)) x c.
Hypothesis residual_fits :
  match p with
  | P1 => dot (r x) (r x) <= eta * eta /\ 0 <= dot u (r x) /\ eta * eta * dot u u <= dot u (r x) * dot u (r x)
  | P2 => same u (map (fmul $2) (r x))
  | P3 => Forall (fun a => a == 0) (r x) /\ dot u u < 1
  | LP => True
  end.

Lemma fits_dot : dot c x == lam * l1 x.
Proof. apply signs_l1, fits. Qed.
Lemma surplus_is : surplus p lam y x u == dot u (r x).
Proof.
  pose proof fits_dot as F. pose proof (value_split A y x u c rows correlation x eq_refl) as V.
  unfold surplus, r. destruct p; try contradiction; fra.
Qed.

Lemma two_times w : forall v, dot v (map (fmul $2) w) == $2 * dot v w.
Proof. induction w as [|a w IH]; intros [|b v]; simpl; try ring. rewrite IH. ring. Qed.

Lemma dual_feasible : feasible_dual p lam u c.
Proof.
  unfold feasible_dual. destruct p; [split; auto|split; [fra|exact columns_bounded]| |contradiction].
  split; [fra|]. split; [exact columns_bounded|]. destruct residual_fits. fra.
Qed.
Lemma primal_feasible : feasible p eta A y x.
Proof. unfold feasible. destruct p; auto; [apply residual_fits|contradiction]. Qed.
Lemma values_equal : equal_value p lam eta A y x u.
Proof.
  pose proof surplus_is as S. unfold equal_value, r in *. destruct p; [| | |contradiction].
  - destruct residual_fits as (H1 & H2 & H3). rewrite S. auto.
  - assert (U : forall v, dot v u == $2 * dot v (rest A y x)).
    { intros v. rewrite (dot_same v _ _ residual_fits). apply two_times. }
    pose proof (dot_sym u (rest A y x)) as Sy. pose proof (U (rest A y x)) as U1. pose proof (U u) as U2.
    pose proof (square_nonneg (rest A y x)). split; [fra|]. rewrite U2. fra.
  - destruct residual_fits as [Z _]. assert (Ex : dot u (rest A y x) == 0) by (apply dot_zero, Z).
    assert (E0 : dot (rest A y x) (rest A y x) == 0) by (apply (dot_zero (rest A y x)), Z). split; [fra|].
    rewrite S, Ex, E0. fra.
Qed.

Theorem regression_minimises : minimises p lam eta A y x.
Proof.
  exact (dual_minimises p lam eta A y x u c rows correlation length_c length_u dual_feasible primal_feasible
    values_equal).
Qed.

(** Another minimiser has the same product, or is x anyway, and the signs of c. *)
Lemma other_minimiser z : length z = length x -> costs p lam eta A y z (best p lam A y x u) ->
  (same (r z) (r x) \/ same z x) /\ lam * l1 z <= dot c z.
Proof.
  intros L C. pose proof (value_split A y x u c rows correlation z L) as V.
  pose proof (value_split A y x u c rows correlation x eq_refl) as Vx. pose proof fits_dot as F.
  pose proof surplus_is as Su. pose proof (dot_l1 lam c z columns_bounded (lt_le _ _ lam_positive)) as G.
  pose proof (length_rest A y rows z) as Lz. pose proof (length_rest A y rows x) as Lx.
  assert (Len : length (rest A y z) = length (rest A y x)) by congruence.
  pose proof (square_difference (rest A y z) (rest A y x) Len) as Sq. unfold r in *.
  pose proof (cauchy u (rest A y z)) as Cz. pose proof (square_nonneg u) as U0.
  unfold costs, best in C. destruct p; [| | |contradiction].
  - destruct C as [W S]. destruct residual_fits as (H1 & H2 & H3). rewrite (one eq_refl) in *.
    assert (Uz : dot u (rest A y z) <= dot u (rest A y x)).
    { apply le_of_squares; [exact H2|].
      pose proof (mult_le_0_compat (dot u u) (eta * eta - dot (rest A y z) (rest A y z)) U0 ltac:(fra)). fra. }
    assert (T : 1 * l1 z <= dot c z) by fra. split; [|exact T].
    destruct (lt_le_dec 0 (dot u u)) as [U|U].
    + left. apply (equal_of_difference _ _ Len). rewrite Sq.
      assert (Z1 : dot u (rest A y z) == dot u (rest A y x)) by fra.
      assert (N : length (rest A y z) = length (map fopp (rest A y x))) by (rewrite map_length; exact Len).
      assert (Op : forall v, dot v (map fopp (rest A y x)) == - dot v (rest A y x)).
      { clear. intros v. revert v. induction (rest A y x) as [|b w IH]; intros [|a v]; simpl; try ring. rewrite IH.
      ring. }
      pose proof (cauchy u (difference (rest A y z) (map fopp (rest A y x)))) as Cs.
      rewrite (dot_difference _ _ _ N), (square_difference _ _ N), !Op, (dot_sym (map fopp (rest A y x))), Op, Z1 in Cs.
      set (q := dot (rest A y z) (rest A y x)) in *. set (a := dot (rest A y z) (rest A y z)) in *.
      set (b := dot (rest A y x) (rest A y x)) in *. set (rr := dot u u) in *.
      set (t := dot u (rest A y x)) in *. clearbody q a b rr t.
      assert (H : rr * ($4 * (eta * eta)) <= rr * (a + $2 * q + b)) by fra.
      assert ($4 * (eta * eta) <= a + $2 * q + b).
      { destruct (lt_le_dec (a + $2 * q + b) ($4 * (eta * eta))); [exfalso; fnra|assumption]. } fra.
    + right. assert (Uw : forall w, dot u w == 0).
      { intros w. apply square_zero in U. clear - U. revert w.
        induction U as [|a v Ea _ IH]; intros [|b w]; simpl; try reflexivity. rewrite Ea, IH. ring. }
      pose proof (Uw y) as Uy. pose proof (Uw (rest A y x)) as Ux. pose proof (l1_nonneg x). pose proof (l1_nonneg z).
      apply both_zero; [fra|fra|exact L].
  - assert (U : forall v, dot v u == $2 * dot v (rest A y x)).
    { intros v. rewrite (dot_same v _ _ residual_fits). apply two_times. }
    pose proof (U u) as U1. pose proof (U (rest A y x)) as U2. pose proof (dot_sym u (rest A y x)) as S1.
    pose proof (dot_sym u (rest A y z)) as S2. pose proof (U (rest A y z)) as U3.
    pose proof (square_nonneg (difference (rest A y z) (rest A y x))) as N. rewrite Sq in N.
    split; [left; apply (equal_of_difference _ _ Len); rewrite Sq; fra|fra].
  - destruct C as (s & S0 & S1 & S2). destruct residual_fits as [Z Uu].
    assert (Ex : dot u (rest A y x) == 0) by (apply dot_zero, Z).
    assert (E0 : dot (rest A y x) (rest A y x) == 0) by (apply (dot_zero (rest A y x)), Z).
    assert (B : dot u (rest A y z) <= s).
    { apply le_of_squares; [exact S0|].
      pose proof (mult_le_0_compat (1 - dot u u) (dot (rest A y z) (rest A y z)) ltac:(fra) (square_nonneg _)). fra. }
    assert (Q : dot u (rest A y z) == s) by fra. rewrite Q in Cz. pose proof (square_nonneg (rest A y z)) as W0.
    set (w := dot (rest A y z) (rest A y z)) in *. set (q := dot u u) in *.
    assert (Cr : dot (rest A y z) (rest A y x) == 0) by (apply (dot_zero (rest A y z)), Z).
    assert (s * s <= q * (s * s)).
    { pose proof (mult_le_0_compat q (s * s - w) U0 ltac:(fra)). fra. }
    assert (s * s <= 0) by fnra.
    split; [left; apply (equal_of_difference _ _ Len); rewrite Sq, Cr, E0; fra|fra].
Qed.

(** The moves of a push, where there is one; what is chosen. *)
Inductive left_free : list bool -> vector -> vector -> vector -> Prop :=
  | left_free_none : left_free [] [] [] []
  | left_free_one (b : bool) a d m bs x' c' ms :
      (b = false -> fabs d < lam \/ ~ m == 0) ->
      (fabs d < lam \/ (~ a == 0 -> m == 0) /\ m * d <= 0) ->
      left_free bs x' c' ms -> left_free (b :: bs) (a :: x') (d :: c') (m :: ms).

Lemma tight_entries c' : forall z, bounded lam c' -> length c' = length z -> lam * l1 z <= dot c' z ->
  Forall2 (fun d e => d * e == lam * fabs e) c' z.
Proof.
  induction c' as [|d c' IH]; intros [|e z] B L H; try discriminate; [constructor|]. simpl in H.
  inversion_clear B as [|? ? Bd B']. pose proof (dot_l1 lam c' z B' (lt_le _ _ lam_positive)) as D.
  assert (T : d * e <= lam * fabs e).
  { apply abs_le_condition in Bd. pose proof (abs_spec e) as [[P E]|[P E]]; rewrite E; fnra. }
  constructor; [fra|]. apply IH; [exact B'|simpl in L; lia|fra].
Qed.

Lemma free_terms bs x' c' ms z : left_free bs x' c' ms ->
  Forall2 (fun a b => (0 < a -> b == lam) /\ (a < 0 -> b == - lam)) x' c' ->
  Forall2 (fun d e => d * e == lam * fabs e) c' z ->
  dot ms (difference z x') <= 0 /\ (0 <= dot ms (difference z x') -> off_chosen bs (difference z x')).
Proof.
  intros Fr. revert z. induction Fr as [|b a d m bs x' c' ms H1 H2 Fr IH]; intros z Fx Fz.
  - inversion Fz. subst. split; [apply le_refl|]. intros _. constructor.
  - inversion Fz as [|? e ? z' Ez Fz']. subst. inversion_clear Fx as [|? ? ? ? [X1 X2] Fx'].
    destruct (IH z' Fx' Fz') as [I1 I2]. cbn [difference dot].
    assert (Small : fabs d < lam -> e == 0 /\ a == 0).
    { intros S. split.
      - pose proof (abs_lt_condition d lam) as Bd. apply Bd in S. destruct (abs_spec e) as [[P E]|[P E]];
        rewrite E in Ez.
        + destruct (lt_le_dec 0 e) as [Q|Q]; [exfalso; pose proof (mult_lt_0_compat (lam - d) e ltac:(fra) Q); fra|fra].
        + destruct (lt_le_dec e 0) as [Q|Q]; [exfalso;
            pose proof (mult_lt_0_compat (lam + d) (- e) ltac:(fra) ltac:(fra)); fra|fra].
      - apply abs_lt_condition in S. destruct (lt_le_dec 0 a) as [Q|Q]; [specialize (X1 Q); fra|].
        destruct (lt_le_dec a 0) as [Q'|Q']; [specialize (X2 Q'); fra|fra]. }
    assert (T : m * (e - a) <= 0 /\ (0 <= m * (e - a) -> m == 0 \/ e - a == 0)).
    { destruct H2 as [S|[Mx Md]].
      - destruct (Small S) as [E1 E2]. rewrite E1, E2. split; [fra|]. intros _. right. ring.
      - destruct (eq_dec a 0) as [Ea|Na]; [|rewrite (Mx Na); split; [fra|left; reflexivity]]. rewrite Ea.
        assert (Q : m * e <= 0).
        { assert (0 <= lam * fabs e) by (apply mult_le_0_compat; [fra|apply abs_nonneg]).
          destruct (lt_le_dec 0 (m * e)) as [P|P]; [exfalso|exact P].
          assert (P' : 0 <= (m * e) * (d * e)) by (apply mult_le_0_compat; fra).
          assert (P2 : 0 <= (- (m * d)) * (e * e)) by (apply mult_le_0_compat; [fra|apply nonneg_square]).
          assert (P3 : (m * e) * (d * e) == 0) by fra.
          assert (P4 : d * e == 0).
          { destruct (lt_le_dec 0 (d * e)) as [R|R]; [exfalso; pose proof (mult_lt_0_compat (m * e) (d * e) P R);
            fra|fra]. }
          assert (P5 : fabs e <= 0).
          { destruct (lt_le_dec 0 (fabs e)) as [R|R]; [exfalso; pose proof (mult_lt_0_compat lam (fabs e)
            lam_positive R); fra|exact R]. }
          apply abs_zero in P5. rewrite P5 in P. fra. }
        split; [fra|]. intros Q'. assert (Z : m * e == 0) by fra.
        destruct (eq_dec m 0) as [Em|Nm]; [left; exact Em|right].
        assert (e == 0); [|fra]. setoid_replace e with (/ m * (m * e)) by (field; exact Nm). rewrite Z. ring. }
    destruct T as [T1 T2]. split; [fra|]. intros S. constructor; [|apply I2; fra]. intros B.
    destruct (H1 B) as [Sm|Nm]; [destruct (Small Sm) as [E1 E2]; rewrite E1, E2; ring|].
    destruct (T2 ltac:(fra)) as [E|E]; [contradiction|exact E].
Qed.

(** moves = A^T push *)
Theorem regression_only bs push moves : left_free bs x c moves -> injective_on A bs ->
  (forall z, length z = length x -> dot moves z == dot push (product A z)) -> only_minimiser p lam eta A y x.
Proof.
  intros Fr Inj Mv z L H.
  pose proof (best_attained p lam eta A y x u primal_feasible values_equal) as Bx. pose proof (H _ Bx) as C.
  destruct (other_minimiser z L C) as [[R|S] T]; [|exact S].
  assert (Lp : forall v, length (product A v) = length A) by (intros v; apply map_length).
  assert (Pr : same (product A z) (product A x)).
  { apply (same_cancelled y); [exact R|rewrite Lp; exact rows|rewrite Lp; exact rows]. }
  assert (Zero : Forall (fun a => a == 0) (product A (difference z x))).
  { apply (product_difference A z x L (product A x) Pr). apply same_refl. }
  apply zero_difference; [exact L|]. apply Inj; [|exact Zero].
  apply (free_terms bs x c moves z Fr fits (tight_entries c z columns_bounded ltac:(lia) T)).
  rewrite (Mv (difference z x)) by (rewrite length_difference; exact L). rewrite (dot_zero push _ Zero). apply le_refl.
Qed.
End Regression.
End Only.
