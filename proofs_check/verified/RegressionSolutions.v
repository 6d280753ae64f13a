(** * Certificates of T0 for regressions: what is accepted is true *)

From Coq Require Import ZArith QArith Qabs List Lia Setoid Bool String PeanoNat.
From Barriers Require Import OrderedFields LinearSystems Regressions TrustRational.
From Barriers Require Settings.
From Barriers Require Import Json Sha256 Numerals NetworkChecker Intervals Blocks ListSums RegressionSides Minors.
From Barriers Require Import RegressionCertificates RegressionChecker PairChecker ProgramSides SolutionCertificates
  ProgramSolutions.
Import ListNotations.
Open Scope Q_scope.
Local Notation below := LinearSystems.below.
Local Notation over := LinearSystems.over.

Section Solved.
Variables (m n : nat) (v mu thr : nat -> Qf) (A : nat -> nat -> Qf) (y : nat -> Qf) (it : instance).
Hypothesis cols_stand : Forall2 (fun col j => stands col (below m) (column A j)) (cols it) (below n).
Hypothesis ys_stand : stands (ys it) (below m) y.
Hypothesis weights_stand : stands (weights_are it) (below m) v.
Hypothesis ts_stand : stands (ts it) (below n) thr.
Hypothesis mus_stand : stands (mus it) (below n) mu.
Hypothesis weight_nonneg : forall a, (a < m)%nat -> 0 <= v a.
Hypothesis ridge_nonneg : forall j, (j < n)%nat -> 0 <= mu j.

Lemma entries_stand xs : size xs = size (cols it) -> stands xs (below n) (number_of xs).
Proof.
  intros L. rewrite !size_length in L. apply Nat2Z.inj in L. pose proof (same_length _ _ _ cols_stand) as Ln.
  rewrite below_length in Ln. rewrite <- Ln, <- L. apply nth_stands.
Qed.

Lemma inner_is p t f h : stands p (below m) f -> stands t (below m) h -> weighed (weights_are it) p t == inner m v f h.
Proof.
  intros F H. apply (qdot_is _ _ _ _ (fun a => (f a * h a)%F) weights_stand).
  apply (stands_map2 qmul (fun a b => (a * b)%F)); try assumption.
  intros a a' d d' E E'. rewrite qmul_is, E, E'. reflexivity.
Qed.

Lemma correlations_stand xs : size xs = size (cols it) ->
  stands (correlations it xs) (below n) (correlation m n v mu A y (number_of xs)).
Proof.
  intros L. pose proof (entries_stand xs L) as Sx. unfold correlations.
  set (r := map2 qsub (ys it) _).
  assert (R : stands r (below m) (residual n A y (number_of xs))).
  { apply stands_sub; [exact ys_stand|]. apply (combined_zeros _ _ _ _ (fun j a => A a j));
    [exact Sx|exact cols_stand|].
    exact (zeros_stand _ _ _ ys_stand). }
  apply (map2_all _ _ (fun t j => fst t == mu j /\ snd t == number_of xs j) _ _ _ _ cols_stand).
  { exact (combine_all (fun q j => q == mu j) (fun q j => q == number_of xs j) _ _ _ mus_stand Sx). }
  intros col t j _ Hc [E1 E2]. rewrite qsub_is, qmul_is, E1, E2, (inner_is _ _ _ _ Hc R). reflexivity.
Qed.

Lemma optimality_sound xs : check_optimal it xs = true -> size xs = size (cols it) /\
  optimality (K := Q_field) m n v mu A y thr (number_of xs).
Proof.
  unfold check_optimal. rewrite andb_true_iff, Z.eqb_eq. intros [L H]. split; [exact L|]. intros j Hj.
    apply in_below in Hj.
  revert j Hj. set (x := number_of xs).
  apply (all_true (fun j => (fabs (correlation m n v mu A y x j) <= thr j)%F /\
    (thr j * fabs (x j) == correlation m n v mu A y x j * x j)%F) _ _) with (2 := H).
  apply (map2_all _ (fun q j => q == correlation m n v mu A y x j) (fun t j => fst t == thr j /\ snd t == x j) _ _ _ _
    (correlations_stand xs L)).
  { exact (combine_all (fun q j => q == thr j) (fun q j => q == x j) _ _ _ ts_stand (entries_stand xs L)). }
  intros q [t s] j _ Eq [E1 E2] T. cbn [fst snd] in *. unfold fits_at in T. cbn [fst snd] in T. apply andb_true_iff in
    T.
  destruct T as [T1 T2]. apply Qle_bool_iff in T1. apply Qeq_bool_iff in T2.
  pose proof (q_abs_same q (correlation m n v mu A y x j) Eq) as B1. pose proof (q_abs_same s (x j) E2) as B2.
  rewrite B1, E1 in T1. rewrite B2, E1, E2, Eq in T2. split; [exact T1|exact T2].
Qed.

(** ** Over every ordered field *)

Section Holds.
Context {K : ordered_field}.
Open Scope field_scope.
Local Notation "0" := (@fzero K) : field_scope.
Add Field K_f : (K_field K) (morphism (of_Q_morph K), constants [f_cst], setoid (K_setoid K) (K_ext K)).
Let v' : nat -> K := into v.
Let mu' : nat -> K := into mu.
Let thr' : nat -> K := into thr.
Let A' : nat -> nat -> K := into2 A.
Let y' : nat -> K := into y.

Lemma correlation_is x j : is (correlation m n v mu A y x j) (correlation (K := K) m n v' mu' A' y' (into x) j).
Proof.
  unfold correlation, inner, residual, column. apply is_sub; [|apply is_mul; apply is_into].
  apply is_over. intros a. apply is_mul; [apply is_into|]. apply is_mul; [apply is_into2|].
  apply is_sub; [apply is_into|]. apply is_over. intros i. apply is_mul; [apply is_into2|apply is_into].
Qed.
Lemma optimality_in_field x : optimality (K := Q_field) m n v mu A y thr x -> optimality m n v' mu' A' y' thr' (into x).
Proof.
  intros H j Hj. destruct (H j Hj) as [H1 H2]. split.
  - exact (is_le _ _ _ _ (is_abs _ _ (correlation_is x j)) (is_into thr j) H1).
  - exact (is_eq _ _ _ _ (is_mul _ _ _ _ (is_into thr j) (is_abs _ _ (is_into x j)))
      (is_mul _ _ _ _ (correlation_is x j) (is_into x j)) H2).
Qed.
Lemma weights_in_field a : (a < m)%nat -> 0 <= v' a.
Proof. intros Ha. apply (of_Q_le K 0%Q), weight_nonneg, Ha. Qed.
Lemma ridge_in_field j : (j < n)%nat -> 0 <= mu' j.
Proof. intros Hj. apply (of_Q_le K 0%Q), ridge_nonneg, Hj. Qed.
Lemma minimal_sound xs : check_optimal it xs = true -> minimises m n v' mu' A' y' thr' (into (number_of xs)).
Proof.
  intros H. destruct (optimality_sound xs H) as [_ O].
  apply (T0_minimiser m n v' mu' weights_in_field ridge_in_field A' y' thr' _ (optimality_in_field _ O)).
Qed.

Lemma zero_in_field (q : Q) : ~ (of_Q q : K) == 0 <-> ~ (q == 0)%Q.
Proof.
  split; intros N E; apply N; [exact (of_Q_eq K q 0%Q E)|]. apply (rational_equal (K := K)). exact E.
Qed.

(** The push over the weights. *)
Definition lifted (pushed : nat -> Qf) (a : nat) : K := if Qeq_bool (v a) 0 then 0 else of_Q (pushed a) * / v' a.

Lemma lifted_inner pushed f : (forall a, (a < m)%nat -> Qeq_bool (v a) 0 = true -> (pushed a == 0)%Q) ->
  inner m v' (into f) (lifted pushed) == of_Q (over (below m) (fun a => (pushed a * f a)%F)).
Proof.
  intros Z. unfold inner. assert (E : (@of_Q K (over (below m) (fun a => (pushed a * f a)%F))) ==
    over (below m) (fun a => of_Q (pushed a) * of_Q (f a))) by (apply is_over; intros; apply is_mul; apply is_of).
  rewrite E. apply over_same. intros a Ha. apply in_below in Ha. unfold lifted. destruct (Qeq_bool (v a) 0) eqn:V.
  - pose proof (of_Q_eq K _ _ (Z a Ha V)) as P. change (of_Q 0%Q : K) with (0 : K) in P. rewrite P. ring.
  - assert (N : ~ v' a == 0) by (apply zero_in_field; apply Qeq_bool_neq, V). pose proof (mult_inv_r (v' a) N) as I.
    transitivity (v' a * / v' a * (of_Q (pushed a) * into f a)); [ring|]. rewrite I. unfold into. ring.
Qed.

Lemma one_sound w support xs : check_one_regression it w support xs = true ->
  (minimises m n v' mu' A' y' thr' (into (number_of xs)) /\
   forall z, minimises m n v' mu' A' y' thr' z -> forall j, (j < n)%nat -> z j == into (number_of xs) j) /\
  forall j, (j < n)%nat -> (In (Z.of_nat j) support <-> ~ into (number_of xs) j == 0).
Proof.
  unfold check_one_regression. set (cs := correlations it xs). set (free := map2 may_move cs _).
  set (counts := map _ (weights_are it)). set (raw := match push w with Some b => entries b | None => zeros (ys it)
    end).
  set (pushed := map2 _ counts raw). set (moves := map (qdot pushed) (cols it)).
  rewrite !andb_true_iff, Z.eqb_eq. intros [[[[[Op Lp] _] Sup] Held] Ind].
  destruct (optimality_sound xs Op) as [Lx Opt]. pose proof (entries_stand xs Lx) as Sx. set (x := number_of xs) in *.
  pose proof (correlations_stand xs Lx) as Sc. fold cs x in Sc. set (c := correlation m n v mu A y x) in Sc.
  pose proof (same_length _ _ _ ys_stand) as Ly. rewrite below_length in Ly.
  rewrite !size_length in Lp. apply Nat2Z.inj in Lp.
  assert (Sp : stands pushed (below m) (number_of pushed)) by (rewrite <- Ly, <- Lp; apply nth_stands).
  assert (Cn : Forall2 (fun (t : bool) a => t = negb (Qeq_bool (v a) 0)) counts (below m)).
  { apply (map_all _ _ _ _ _ weights_stand). intros q a _ E. f_equal. apply eq_true_iff_eq. rewrite !Qeq_bool_iff, E.
    reflexivity. }
  pose proof (same_length _ _ _ Cn) as Lc. rewrite below_length in Lc.
  assert (Counted : forall a, (a < m)%nat -> nth a counts false = negb (Qeq_bool (v a) 0)).
  { intros a Ha. pose proof (list_nth false counts) as N. rewrite Lc in N.
    destruct (all_at _ _ _ (both _ _ _ _ Cn N) a (proj2 (in_below m a) Ha)) as [t [_ [E1 E2]]]. congruence. }
  assert (Off : forall a, (a < m)%nat -> Qeq_bool (v a) 0 = true -> (number_of pushed a == 0)%Q).
  { intros a Ha V. unfold number_of. specialize (Counted a Ha). rewrite V in Counted. cbn [negb] in Counted.
    unfold pushed.
    clear - Counted.
    revert Counted. generalize raw. revert a. induction counts as [|t counts' IH]; intros a l H; [destruct a;
      reflexivity|].
    destruct l as [|q l]; [destruct a; reflexivity|]. destruct a as [|a]; simpl in *; [subst t; reflexivity|apply IH,
      H]. }
  set (move j := over (below m) (fun a => (number_of pushed a * A a j)%F)).
  assert (Sm : stands moves (below n) move).
  { apply (map_all _ _ _ _ _ cols_stand). intros col j _ Hc. exact (qdot_is _ _ _ _ _ Sp Hc). }
  assert (Fr : Forall2 (fun (t : bool) j => t = true <-> (fabs (c j) == thr j /\ mu j == 0)%Q) free (below n)).
  { apply (map2_all _ (fun q j => (q == c j)%Q) (fun t j => (fst t == thr j /\ snd t == mu j)%Q) _ _ _ _ Sc
      (combine_all (fun q j => (q == thr j)%Q) (fun q j => (q == mu j)%Q) _ _ _ ts_stand mus_stand)).
    intros q [t s] j _ Eq [E1 E2]. cbn [fst snd] in *. unfold may_move. cbn [fst snd].
    pose proof (q_abs_same q (c j) Eq) as B. rewrite andb_true_iff, !Qeq_bool_iff, B, E1, E2. tauto. }
  assert (Hd : forall j, In j (below n) -> (fabs (c j) == thr j /\ mu j == 0)%Q ->
    (move j == 0)%Q \/ ((x j == 0)%Q /\ ~ (thr j == 0)%Q /\ qlt 0 (move j) <> qlt 0 (c j))).
  { apply (all_true (fun j => (fabs (c j) == thr j /\ mu j == 0)%Q ->
      (move j == 0)%Q \/ ((x j == 0)%Q /\ ~ (thr j == 0)%Q /\ qlt 0 (move j) <> qlt 0 (c j))) _ _) with (2 := Held).
    apply (map2_all _ (fun t j => (fst t = true <-> (fabs (c j) == thr j /\ mu j == 0)%Q) /\ (snd t == move j)%Q)
      (fun t j => (fst t == c j /\ (fst (snd t) == thr j /\ snd (snd t) == x j))%Q) _ _ _ _
      (combine_all _ (fun q j => (q == move j)%Q) _ _ _ Fr Sm)
      (combine_all (fun q j => (q == c j)%Q) (fun t j => (fst t == thr j /\ snd t == x j)%Q) _ _ _ Sc
        (combine_all (fun q j => (q == thr j)%Q) (fun q j => (q == x j)%Q) _ _ _ ts_stand Sx))).
    intros [f q] [cq [tq xq]] j _ [Ef Eq] [E1 [E2 E3]] T Free. cbn [fst snd] in *. unfold held_at in T.
      cbn [fst snd] in T.
    apply Ef in Free. subst f. cbn [negb orb] in T. apply orb_true_iff in T. destruct T as [T|T].
    - left. apply Qeq_bool_iff in T. rewrite <- Eq. exact T.
    - right. rewrite !andb_true_iff in T. destruct T as [[T1 T2] T3]. apply Qeq_bool_iff in T1. split; [rewrite <- E3;
      exact T1|].
      split; [intros Z; apply negb_true_iff, Qeq_bool_neq in T2; apply T2; rewrite E2; exact Z|].
      intros S. apply negb_true_iff in T3. apply not_true_iff_false in T3. apply T3. apply eqb_true_iff.
      assert (S1 : qlt 0 q = qlt 0 (move j)) by (apply eq_true_iff_eq; rewrite !qlt_iff, Eq; reflexivity).
      assert (S2 : qlt 0 cq = qlt 0 (c j)) by (apply eq_true_iff_eq; rewrite !qlt_iff, E1; reflexivity). congruence. }
  set (still := map2 (fun (f : bool) q => (f && Qeq_bool q 0)%bool) free moves) in Ind.
  assert (St : Forall2 (fun (t : bool) j => t = true <-> ((fabs (c j) == thr j /\ mu j == 0) /\
    move j == 0)%Q) still (below n)).
  { apply (map2_all _ _ _ _ _ _ _ Fr Sm). intros f q j _ Ef Eq. rewrite andb_true_iff, Ef, Qeq_bool_iff, Eq. tauto. }
  pose proof (same_length _ _ _ St) as Ls. rewrite below_length in Ls.
  assert (StAt : forall j, (j < n)%nat -> (nth j still false = true <-> ((fabs (c j) == thr j /\ mu j == 0) /\
    move j == 0)%Q)).
  { intros j Hj. pose proof (list_nth false still) as N. rewrite Ls in N.
    destruct (all_at _ _ _ (both _ _ _ _ St N) j (proj2 (in_below n j) Hj)) as [t [_ [E1 E2]]]. rewrite <- E2.
      exact E1. }
  split; [split|].
  - exact (minimal_sound xs Op).
  - set (T := keep true still (below n)).
    assert (In_ : forall j, inner m v' (column A' j) (lifted (number_of pushed)) == of_Q (move j)).
    { intros j. exact (lifted_inner (number_of pushed) (fun a => A a j) Off). }
    apply (T0_one_minimiser m n v' mu' weights_in_field ridge_in_field A' y' thr' (into x) (optimality_in_field x Opt)
      (lifted (number_of pushed)) T).
    + apply keep_distinct, below_distinct.
    + intros j Hj. apply in_below, (keep_in _ _ _ _ Hj).
    + intros j Hj Ca Mu. pose proof (correlation_is x j) as Ic. fold c in Ic.
      assert (Free : (fabs (c j) == thr j /\ mu j == 0)%Q).
      { split; apply (rational_equal (K := K)); [|exact Mu]. pose proof (is_abs _ _ Ic) as Ia. unfold is in Ia.
        etransitivity; [exact Ia|]. exact Ca. }
      rewrite (In_ j). unfold is in Ic. rewrite <- Ic. destruct (Hd j (proj2 (in_below n j) Hj) Free) as [Z|(Xz & Tz &
        Sg)].
      * pose proof (of_Q_eq K _ _ Z) as Z'. change (of_Q 0%Q : K) with (0 : K) in Z'. split; [rewrite Z'; fra|].
        split; [intros _; exact Z'|].
        intros _. apply (keep_below true still n j Ls Hj), StAt; [exact Hj|]. split; assumption.
      * split; [|split].
        -- rewrite <- (is_mul (K := K) (move j) (c j) _ _ (is_of _) (is_of _)).
           assert (P : (move j * c j <= 0)%Q).
           { destruct (qlt 0 (move j)) eqn:S1, (qlt 0 (c j)) eqn:S2; try congruence.
             - apply qlt_iff in S1. apply not_true_iff_false in S2. rewrite qlt_iff in S2. apply Qnot_lt_le in S2.
               setoid_replace (move j * c j)%Q with (c j * move j)%Q by apply Qmult_comm.
               rewrite <- (Qmult_0_l (move j)). apply Qmult_le_compat_r; [exact S2|apply Qlt_le_weak, S1].
             - apply qlt_iff in S2. apply not_true_iff_false in S1. rewrite qlt_iff in S1. apply Qnot_lt_le in S1.
               rewrite <- (Qmult_0_l (c j)). apply Qmult_le_compat_r; [exact S1|apply Qlt_le_weak, S2]. }
           apply (of_Q_le K) in P. exact P.
        -- intros [X|L]; exfalso; [apply X; exact (of_Q_eq K _ 0%Q Xz)|]. apply Tz. apply (rational_equal (K := K)).
          exact L.
        -- intros Z. assert (Z' : (move j == 0)%Q) by (apply (rational_equal (K := K)); exact Z).
           apply (keep_below true still n j Ls Hj), StAt; [exact Hj|]. split; assumption.
    + intros ev Ker. apply (independent_columns (K := K) w counts _ T A m Ind).
      * apply keep_distinct, below_distinct.
      * apply keep_all, cols_stand.
      * exact Lc.
      * intros a Ha Co. apply Ker; [exact Ha|]. rewrite (Counted a Ha) in Co. apply negb_true_iff in Co.
        pose proof (weights_in_field a Ha) as W. assert (N : ~ v' a == 0) by (apply zero_in_field, Qeq_bool_neq, Co).
          fra.
  - apply Settings.all2_eqb in Sup. set (flagged := map _ xs) in Sup.
    assert (Fl : Forall2 (fun (t : bool) j => t = true <-> ~ into x j == 0) flagged (below n)).
    { apply (map_all _ _ _ _ _ Sx). intros q j _ E. rewrite negb_true_iff. unfold into. rewrite zero_in_field. split.
      - intros H. apply Qeq_bool_neq in H. rewrite <- E. exact H.
      - intros H. apply not_true_iff_false. rewrite Qeq_bool_iff, E. exact H. }
    pose proof (same_length _ _ _ Fl) as Lf. rewrite below_length in Lf. intros j Hj.
    assert (Num : Forall2 (fun z i => z = Z.of_nat i) (keep true flagged (numbered 0 (cols it))) (keep true flagged
      (below n))).
    { apply keep_all. pose proof (same_length _ _ _ cols_stand) as L1. rewrite below_length in L1. rewrite <- L1.
      apply numbered_is. }
    rewrite (support_numbers _ _ _ Sup Num).
    assert (Mem : In (Z.of_nat j) (map Z.of_nat (keep true flagged (below n))) <-> In j (keep true flagged (below n))).
    { split; [|apply in_map]. intros I. apply in_map_iff in I. destruct I as [k [E Hk]]. apply Nat2Z.inj in E. subst.
      exact Hk. }
    rewrite Mem, (keep_below true flagged n j Lf Hj). pose proof (list_nth false flagged) as N. rewrite Lf in N.
    destruct (all_at _ _ _ (both _ _ _ _ Fl N) j (proj2 (in_below n j) Hj)) as [t [_ [E1 E2]]]. rewrite <- E2. exact E1.
Qed.
End Holds.
End Solved.

Lemma zeros_length l : List.length (zeros l) = List.length l.
Proof. apply map_length. Qed.
Lemma zeros_nonneg l : Forall (fun q => 0 <= q) (zeros l).
Proof. apply Forall_forall. intros q Hq. apply in_map_iff in Hq. destruct Hq as [_ [<- _]]. apply Qle_refl. Qed.

Theorem check_solved_regression_sound : forall (K : ordered_field) c, check_solved_regression c = true ->
  solved_regression_holds (K := K) c.
Proof.
  intros K c. unfold check_solved_regression. rewrite !andb_true_iff. intros [[[H1 H2] H3] H].
  destruct (check_data_sound _ _ _ _ _ H1) as (Name & Rows & Cols & Fit). rewrite Cols in H2, H3.
  apply none_negative_sound in H2, H3. destruct (instance_of _ _) as [it|] eqn:It; [|discriminate].
  set (g := plain _ _ _) in It.
  assert (Gf : given_fit (column_count (lasso_data c)) g).
  { destruct H2 as [L2 P2], H3 as [L3 P3]. assert (Z : List.length (zeros (lasso_thresholds c)) = column_count
    (lasso_data c))
      by (rewrite zeros_length; exact L2).
    split; [|split; [apply Qle_refl|]].
    - repeat (constructor; [split; first [assumption|apply zeros_nonneg]|]). constructor.
    - cbn [g plain threshold_radii thresholds]. clear - P2. unfold zeros. induction P2; simpl; constructor;
      assumption. }
  destruct (instance_stands _ _ _ Fit Gf It) as (I1 & I2 & I3 & I4 & I5 & _).
  pose proof (weights_nonnegative _ Fit) as W. pose proof (ridge_nonnegative _ _ Gf) as R.
  unfold solved_regression_holds. repeat (split; [assumption|]).
  destruct (String.eqb_spec (lasso_outcome c) "one") as [O|_].
  { left. split; [exact O|]. destruct (at_point (lasso_why c)) as [x|]; [|discriminate].
    destruct (at_dual (lasso_why c)); [discriminate|].
    destruct (at_other (lasso_why c)); [discriminate|]. destruct (lasso_support c) as [support|]; [|discriminate].
    destruct (one_sound _ _ _ _ _ _ _ it I1 I2 I3 I4 I5 W R (K := K) _ _ _ H) as [O1 O2]. exists (vector_in
      (entries x)).
    split; [exact O1|]. exists support. split; [reflexivity|exact O2]. }
  right. rewrite !andb_true_iff in H. destruct H as [_ H].
  destruct (String.eqb_spec (lasso_outcome c) "several") as [O|_]; [|discriminate]. split; [exact O|].
  destruct (at_point (lasso_why c)) as [x|]; [|discriminate]. destruct (at_dual (lasso_why c)); [discriminate|].
  destruct (at_other (lasso_why c)) as [z|]; [|discriminate]. unfold check_several_regressions in H.
    rewrite !andb_true_iff in H.
  destruct H as [[A1 A2] A3]. exists (vector_in (entries x)), (vector_in (entries z)).
  split; [exact (minimal_sound _ _ _ _ _ _ _ it I1 I2 I3 I4 I5 W R (K := K) _ A1)|].
  split; [exact (minimal_sound _ _ _ _ _ _ _ it I1 I2 I3 I4 I5 W R (K := K) _ A2)|].
  apply unlike_sound; [exact A3|]. destruct (optimality_sound _ _ _ _ _ _ _ it I1 I2 I3 I4 I5 _ A1) as [L _].
  pose proof (entries_stand _ _ _ it I1 _ L) as S. apply same_length in S. rewrite below_length in S. exact S.
Qed.
