(** * Certificates of T3: what is accepted is true *)

From Coq Require Import ZArith QArith Qabs List Lia Lqa Setoid Bool Ascii String PeanoNat.
From Barriers Require Import OrderedFields LinearSystems Regressions Programs TrustProgram TrustRational.
From Barriers Require Settings.
From Barriers Require Import Json Sha256 Numerals NetworkChecker Intervals Blocks ListSums RegressionSides.
From Barriers Require Import RegressionCertificates RegressionChecker ProgramCertificates ProgramSides ProgramChecker.
From Barriers Require Import PairCertificates.
Import ListNotations.
Open Scope Q_scope.
Local Notation below := LinearSystems.below.

(** ** A moved number is within its radius *)

Definition close (radius : Q -> Q) (q' q : Q) : Prop := Qabs (q' - q) <= radius q.
Definition is_way (w : Z) : Prop := (-1 <= w <= 1)%Z.

Lemma step_fits_sound mv : step_fits mv = true -> 0 <= step mv <= 1.
Proof. unfold step_fits. rewrite andb_true_iff, !Qle_bool_iff. tauto. Qed.
Lemma ways_fit_sound count ways : ways_fit (Z.of_nat count) ways = true ->
  (ways = [] \/ List.length ways = count) /\ Forall is_way ways.
Proof.
  unfold ways_fit. rewrite andb_true_iff, forallb_forall. intros [L H]. split.
  - destruct ways as [|w ways]; [left; reflexivity|]. rewrite size_length, Z.eqb_eq in L. right. lia.
  - apply Forall_forall. intros w Hw. specialize (H w Hw). apply andb_true_iff in H. rewrite !Z.leb_le in H. exact H.
Qed.
Lemma ways_for_length {A} (shape : list A) ways : ways = [] \/ List.length ways = List.length shape ->
  List.length (ways_for shape ways) = List.length shape.
Proof. intros [->|H]; [apply map_length|]. destruct ways; [apply map_length|exact H]. Qed.
Lemma ways_for_ways {A} (shape : list A) ways : Forall is_way ways -> Forall is_way (ways_for shape ways).
Proof.
  intros H. destruct ways; [|exact H]. apply Forall_forall. intros w Hw. apply in_map_iff in Hw.
    destruct Hw as [_ [<- _]].
  unfold is_way. lia.
Qed.
Lemma ways_for_same {A B} (l : list A) (l' : list B) ways : List.length l = List.length l' ->
  ways_for l ways = ways_for l' ways.
Proof.
  intros L. destruct ways; [|reflexivity]. unfold ways_for. revert l' L. induction l as [|a l IH]; intros [|b l'] L;
    try discriminate; [reflexivity|]. simpl. f_equal. apply IH. simpl in L. congruence.
Qed.

Lemma move_close s radius q way : 0 <= s <= 1 -> is_way way -> 0 <= radius q ->
  close radius (q + inject_Z way * (s * radius q)) q.
Proof.
  intros S W R. unfold close. assert (E0 : forall t : Q, q + t - q == t) by (intros t; lra). rewrite E0.
  assert (P : 0 <= s * radius q <= radius q).
  { destruct S as [S0 S1]. split; [apply Qmult_le_0_compat; assumption|]. rewrite <- (Qmult_1_l (radius q)) at 2.
    apply Qmult_le_compat_r; assumption. }
  assert (C : way = (-1)%Z \/ way = 0%Z \/ way = 1%Z) by (unfold is_way in W; lia).
  apply Qabs_Qle_condition. set (t := s * radius q) in *. clearbody t.
  destruct C as [-> | [-> | ->]].
  - assert (E : inject_Z (-1) * t == - t) by (unfold inject_Z; lra). rewrite E. split; lra.
  - assert (E : inject_Z 0 * t == 0) by (unfold inject_Z; lra). rewrite E. split; lra.
  - assert (E : inject_Z 1 * t == t) by (unfold inject_Z; lra). rewrite E. split; lra.
Qed.

Lemma shifted_close s radius l ways : 0 <= s <= 1 -> (ways = [] \/ List.length ways = List.length l) ->
  Forall is_way ways ->
  (forall q, 0 <= radius q) -> Forall2 (close radius) (shifted s radius l ways) l.
Proof.
  intros S L W R. unfold shifted. pose proof (ways_for_length l ways L) as L'. pose proof (ways_for_ways l ways W) as
    W'.
  revert L' W'. generalize (ways_for l ways). clear L W. induction l as [|q l IH]; intros [|w ws] L W;
    try discriminate; simpl;
    constructor; inversion W; subst.
  - apply move_close; auto.
  - apply IH; [simpl in L; congruence|assumption].
Qed.
Lemma shifted_length s radius l ways : (ways = [] \/ List.length ways = List.length l) ->
  List.length (shifted s radius l ways) = List.length l.
Proof. intros L. unfold shifted. apply map2_length, ways_for_length, L. Qed.
Lemma shifted_same s (radius radius' : Q -> Q) l l' ways : (forall q q', q == q' -> radius q == radius' q') ->
  Forall2 Qeq l l' ->
  Forall2 Qeq (shifted s radius l ways) (shifted s radius' l' ways).
Proof.
  intros R H. unfold shifted. rewrite (ways_for_same l l' ways (same_length _ _ _ H)). generalize (ways_for l' ways).
  induction H as [|q q' l l' E _ IH]; intros [|w ws]; try apply Forall2_nil. simpl. apply Forall2_cons; [|apply IH].
  apply Qplus_comp; [exact E|]. apply Qmult_comp; [apply Qeq_refl|]. apply Qmult_comp; [apply Qeq_refl|apply R, E].
Qed.

Lemma close_nth radius l' l : Forall2 (close radius) l' l -> (forall q, 0 <= radius q) ->
  forall a, Qabs (nth a l' 0 - nth a l 0) <= radius (nth a l 0).
Proof.
  intros H R. induction H as [|q' q l' l C _ IH]; intros [|a]; simpl; try (apply R); [exact C|apply IH].
Qed.

Section Field.
Context {K : ordered_field}.
Open Scope field_scope.
Lemma near_in_field (p q r : Q) : (Qabs (p - q) <= r)%Q -> fabs (of_Q p - of_Q q : K) <= of_Q r.
Proof.
  intros H. apply (is_le (K := K) (fabs (p - q : Qf)) r); [|apply is_of|].
  - apply is_abs. apply is_sub; apply is_of.
  - change (fabs (p - q : Qf) <= r)%Q. rewrite q_abs. exact H.
Qed.
Lemma same_in_field (q : Q) : fabs (of_Q q - of_Q q : K) <= of_Q 0%Q.
Proof. apply near_in_field. unfold Qminus. rewrite Qplus_opp_r. apply Qle_refl. Qed.
End Field.

(** ** Regressions *)

Lemma nth_map2 {A B C} (h : A -> B -> C) l k da db dc : forall j, List.length k = List.length l ->
  (j < List.length l)%nat ->
  nth j (map2 h l k) dc = h (nth j l da) (nth j k db).
Proof.
  revert k. induction l as [|a l IH]; intros [|b k] j L Hj; try discriminate; [simpl in Hj; lia|].
  destruct j as [|j]; [reflexivity|]. simpl. apply IH; simpl in *; [congruence|lia].
Qed.
Lemma nth_combine {A B} (l : list A) (k : list B) da db j : List.length k = List.length l ->
  nth j (combine l k) (da, db) = (nth j l da, nth j k db).
Proof. intros L. apply combine_nth. congruence. Qed.

Lemma check_move_sound m n mv : check_move (Z.of_nat m) (Z.of_nat n) mv = true ->
  0 <= step mv <= 1 /\ List.length (column_ways mv) = n /\
  Forall (fun ways => (ways = [] \/ List.length ways = m) /\ Forall is_way ways) (column_ways mv) /\
  (right_ways mv = [] \/ List.length (right_ways mv) = m) /\ Forall is_way (right_ways mv).
Proof.
  unfold check_move. rewrite !andb_true_iff, size_length, Z.eqb_eq, forallb_forall. intros [[[H1 H2] H3] H4].
  split; [apply step_fits_sound, H1|]. split; [lia|]. split; [|apply ways_fit_sound, H4].
  apply Forall_forall. intros ways Hw. apply ways_fit_sound, H3, Hw.
Qed.

Lemma given_parts_thresholds n g : given_fit n g -> Forall (fun q => 0 <= q) (thresholds g).
Proof. intros (L & _). inversion L as [|? ? [_ P] _]; subst. exact P. Qed.

Section Moved.
Variables (d : regression) (g : given) (mv : move).
Let m := row_count d.
Let n := column_count d.
Hypothesis fit : data_fit d.
Hypothesis fits : given_fit n g.
Hypothesis moves : check_move (Z.of_nat m) (Z.of_nat n) mv = true.

Lemma columns_length : List.length (matrix_entries d) = n.
Proof. apply map_length. Qed.
Lemma columns_all : Forall (fun col => List.length col = m) (matrix_entries d).
Proof.
  unfold matrix_entries. destruct fit as (_ & _ & L & _). apply Forall_forall. intros col Hc. apply in_map_iff in Hc.
  destruct Hc as [b [<- Hb]]. rewrite entries_length. rewrite Forall_forall in L. apply L, Hb.
Qed.
Lemma given_parts : List.length (thresholds g) = n /\ List.length (column_radii g) = n /\
  Forall (fun q => 0 <= q) (thresholds g) /\ Forall (fun q => 0 <= q) (column_radii g) /\ 0 <= y_radius g /\
  List.length (threshold_radii g) = n /\ Forall (fun q => 0 <= q) (threshold_radii g).
Proof.
  destruct fits as (L & P & _). inversion L as [|? ? [A1 A2] L1]; subst. inversion L1 as [|? ? _ L2]; subst.
  inversion L2 as [|? ? [B1 B2] L3]; subst. inversion L3 as [|? ? [C1 C2] _]; subst. repeat (split; [assumption|]).
    assumption.
Qed.

Lemma shifted_columns_length : List.length (moved_columns d g mv) = n.
Proof.
  destruct (check_move_sound _ _ _ moves) as (_ & Lw & _). destruct given_parts as (_ & Lr & _).
  unfold moved_columns, shifted_columns. rewrite map2_length; [apply columns_length|].
  rewrite combine_length, Lr, Lw, Nat.min_id. symmetry. apply columns_length.
Qed.
Lemma moved_column j : (j < n)%nat -> exists ways, (ways = [] \/ List.length ways = m) /\ Forall is_way ways /\
  nth j (moved_columns d g mv) [] = shifted (step mv) (fun _ => nth j (column_radii g) 0) (nth j (matrix_entries d)
    []) ways.
Proof.
  intros Hj. destruct (check_move_sound _ _ _ moves) as (_ & Lw & Fw & _). destruct given_parts as (_ & Lr & _).
  exists (nth j (column_ways mv) []). assert (I : In (nth j (column_ways mv) []) (column_ways mv)) by (apply nth_In;
    lia).
  rewrite Forall_forall in Fw. destruct (Fw _ I) as [F1 F2]. split; [exact F1|]. split; [exact F2|].
  unfold moved_columns, shifted_columns.
  rewrite (nth_map2 _ _ _ [] (0, [])).
  - rewrite nth_combine by congruence. reflexivity.
  - rewrite combine_length, Lr, Lw, Nat.min_id. symmetry. apply columns_length.
  - rewrite columns_length. exact Hj.
Qed.
Lemma moved_columns_all : Forall (fun col => List.length col = m) (moved_columns d g mv).
Proof.
  apply Forall_forall. intros col Hc. destruct (In_nth _ _ [] Hc) as [j [Hj <-]]. rewrite shifted_columns_length in Hj.
  destruct (moved_column j Hj) as (ways & L & _ & ->).
  assert (Lc : List.length (nth j (matrix_entries d) []) = m).
  { pose proof columns_all as F. rewrite Forall_forall in F. apply F, nth_In. rewrite columns_length. exact Hj. }
  rewrite shifted_length; [exact Lc|]. rewrite Lc. exact L.
Qed.

Lemma moved_within {K : ordered_field} : within_radii (K := K) d g (matrix_in (moved_columns d g mv))
  (vector_in (moved_right d g mv)) (vector_in (thresholds g)).
Proof.
  destruct (check_move_sound _ _ _ moves) as (S & _ & _ & Ly & Wy). destruct given_parts as (Lt & Lr & Pt & Pr & Py &
    Lg & Pg).
  unfold within_radii, TrustRegression.in_box, matrix_in, vector_in. fold m n. split; [|split].
  - intros a j _ Hj. destruct (moved_column j Hj) as (ways & L & W & ->). apply near_in_field.
    assert (Lc : List.length (nth j (matrix_entries d) []) = m).
    { pose proof columns_all as F. rewrite Forall_forall in F. apply F, nth_In. rewrite columns_length. exact Hj. }
    apply (close_nth (fun _ => nth j (column_radii g) 0)); [|intros _; apply nth_nonneg, Pr].
    apply shifted_close; try assumption; [rewrite Lc; exact L|intros _; apply nth_nonneg, Pr].
  - intros a _. apply near_in_field. apply (close_nth (fun _ => y_radius g)); [|intros _; exact Py].
    apply shifted_close; try assumption; [|intros _; exact Py]. rewrite entries_length. exact Ly.
  - intros j _. split.
    + eapply le_trans; [apply same_in_field|]. apply of_Q_le, nth_nonneg, Pg.
    + apply (of_Q_le K 0%Q), nth_nonneg, Pt.
Qed.

Lemma moved_cols_length it : instance_of d g = Some it -> List.length (cols (moved_instance it mv)) = n.
Proof.
  intros It. destruct (instance_stands _ _ _ fit fits It) as (I1 & _ & _ & _ & _ & I6 & _).
  destruct (check_move_sound _ _ _ moves) as (_ & Lw & _). apply same_length in I1, I6.
  rewrite LinearSystems.below_length in I1, I6. fold n in I1, I6. cbn [moved_instance cols]. unfold shifted_columns.
  rewrite map2_length; [exact I1|]. rewrite combine_length, I6, Lw, Nat.min_id. symmetry. exact I1.
Qed.

(** What is accepted of the moved instance. *)
Lemma moved_answered {K : ordered_field} it a : instance_of d g = Some it -> check_stated (moved_instance it mv) a =
  true ->
  answered (K := K) d g mv a.
Proof.
  intros It Ch. destruct (instance_stands _ _ _ fit fits It) as (I1 & I2 & I3 & I4 & I5 & I6 & I7 & I8).
  fold m in I1, I2, I3. fold n in I1, I4, I5, I6, I7.
  destruct (check_move_sound _ _ _ moves) as (S & Lw & Fw & Ly & Wy). destruct given_parts as (Lt & Lr & Pt & Pr & Py
    & Lg & Pg).
  assert (Aligned : Forall2 (fun col col' => Forall2 Qeq col col') (cols it) (matrix_entries d) /\
    Forall2 Qeq (ys it) (entries (right d)) /\
    Forall2 Qeq (eps_are it) (column_radii g) /\ eps_y it = y_radius g).
  { clear - It. unfold instance_of in It. unbind It vs E1. unbind It v2 E2. unbind It v3 E3. unbind It v4 E4.
    unbind It v5 E5.
    destruct vs as [|y0 cols0]; [discriminate|]. injection It as <-. cbn [cols ys eps_are eps_y]. apply together_is in
      E1.
    inversion E1 as [|? ? ? ? Ey Ec]. subst. apply in_common_is in E4. repeat split; try assumption.
    unfold matrix_entries. clear - Ec. induction Ec; constructor; assumption. }
  destruct Aligned as (Ac & Ay & Ae & Ar).
  assert (J1 : Forall2 (fun col j => stands col (below m) (column (entry_of (moved_columns d g mv)) j)) (cols
    (moved_instance it mv))
    (below n)).
  { apply columns_stand; [exact shifted_columns_length|exact moved_columns_all|]. cbn [moved_instance cols].
    unfold moved_columns, shifted_columns. clear - Ac Ae. revert Ae. generalize (eps_are it) (column_radii g)
      (column_ways mv).
    induction Ac as [|col col' cs cs' E _ IH]; intros es rs ws Ae; [constructor|].
    destruct Ae as [|e r es rs Er Ae]; [constructor|]. destruct ws as [|w ws]; [constructor|]. simpl. constructor.
    - apply shifted_same; [intros; exact Er|exact E].
    - apply IH, Ae. }
  assert (J2 : stands (ys (moved_instance it mv)) (below m) (number_of (moved_right d g mv))).
  { apply stands_nth_same.
    - unfold moved_right. rewrite shifted_length; rewrite entries_length; [reflexivity|exact Ly].
    - cbn [moved_instance ys]. apply shifted_same; [intros; rewrite Ar; reflexivity|exact Ay]. }
  assert (J6 : stands (zeros (ts it)) (below n) (fun _ => 0)) by exact (zeros_stand _ _ _ I4).
  assert (Fits : forall i, (i < n)%nat -> 0 <= (fun _ : nat => 0) i /\ (fun _ : nat => 0) i <= number_of (thresholds
    g) i).
  { intros i _. split; [apply Qle_refl|apply nth_nonneg, Pt]. }
  assert (J8 : eps_y (moved_instance it mv) == 0) by reflexivity.
  pose proof (check_stated_sound m n _ _ _ _ _ _ _ _ (moved_instance it mv) J1 J2 I3 I4 I5 J6 J6 J8 Fits a Ch) as C.
  split; [exact moved_within|]. split.
  - destruct C as (S0 & s & x & w & M & N & Names & Sg & T1 & _). clear - Names Sg T1. destruct T1 as (D & Sm & _).
    unfold answer_fits. rewrite Names, map_length. split; [apply (same_length _ _ _ Sg)|]. split.
    + apply FinFun.Injective_map_NoDup; [intros i j; apply Nat2Z.inj|exact D].
    + clear Names D. revert Sm. induction Sg as [|z i signs S [_ F] _ IH]; intros Sm; simpl; constructor.
      * destruct (Sm i (or_introl eq_refl)) as [L _]. split; [change (i < column_count d)%nat in L; lia|].
        rewrite Nat2Z.id. unfold sign_fits, number_of in F.
        destruct (Qeq_bool _ 0); [apply Z.eqb_eq, F|]. apply orb_true_iff in F. rewrite !Z.eqb_eq in F. exact F.
      * apply IH. intros j Hj. apply Sm. right. exact Hj.
  - apply (certified_signs m n _ _ _ _ _ _ _ _ _ _ (weights_nonnegative _ fit) (ridge_nonnegative _ _ fits) C).
    unfold TrustRegression.in_box, into, into2, matrix_in, vector_in, number_of, entry_of. split; [|split].
    + intros a0 j _ _. apply same_in_field.
    + intros a0 _. apply same_in_field.
    + intros j _. split; [apply same_in_field|]. apply (of_Q_le K 0%Q), nth_nonneg, Pt.
Qed.
End Moved.

(** The signs differ somewhere. *)
Lemma sign_at_low support signs j : Forall (fun i => (Z.of_nat j < i)%Z) support -> sign_at support signs j = None.
Proof.
  revert signs. induction support as [|i support IH]; intros [|s signs] H; try reflexivity. inversion H; subst. simpl.
  destruct (Z.eqb_spec i (Z.of_nat j)); [lia|apply IH; assumption].
Qed.
Lemma numbered_from {A} (l : list A) : forall k fs which, Forall (fun i => (k <= i)%Z) (keep which fs (numbered k l)).
Proof.
  induction l as [|a l IH]; intros k [|f fs] which; simpl; try constructor.
  assert (F : Forall (fun i => (k <= i)%Z) (keep which fs (numbered (k + 1) l))).
  { eapply Forall_impl; [|apply IH]. intros i Hi. cbn beta in Hi. lia. }
  destruct (Bool.eqb f which); [constructor; [lia|exact F]|exact F].
Qed.
Lemma spread_is {A} (l : list A) : forall k fs signs, List.length fs = List.length l ->
  List.length signs = List.length (keep true fs (numbered (Z.of_nat k) l)) -> forall j, (j < List.length l)%nat ->
  nth j (spread_signs fs signs) 0%Z =
    match sign_at (keep true fs (numbered (Z.of_nat k) l)) signs (k + j) with Some s => s | None => 0%Z end.
Proof.
  induction l as [|a l IH]; intros k [|f fs] signs L Ls j Hj; try discriminate; [simpl in Hj; lia|]. simpl in L, Hj.
  replace (numbered (Z.of_nat k) (a :: l)) with (Z.of_nat k :: numbered (Z.of_nat (Datatypes.S k)) l) in *
    by (rewrite Nat2Z.inj_succ, <- Z.add_1_r; reflexivity).
  destruct f; cbn [keep Bool.eqb] in *.
  - destruct signs as [|s signs]; [discriminate|]. destruct j as [|j].
    + rewrite Nat.add_0_r. cbn [spread_signs nth sign_at]. rewrite Z.eqb_refl. reflexivity.
    + cbn [spread_signs nth sign_at]. destruct (Z.eqb_spec (Z.of_nat k) (Z.of_nat (k + Datatypes.S j))); [lia|].
      replace (k + Datatypes.S j)%nat with (Datatypes.S k + j)%nat by lia. apply IH; [congruence| |lia].
      cbn [List.length] in Ls. congruence.
  - destruct j as [|j]; cbn [spread_signs nth].
    + rewrite sign_at_low; [reflexivity|]. eapply Forall_impl; [|apply numbered_from]. intros i Hi. cbn beta in Hi. lia.
    + replace (k + Datatypes.S j)%nat with (Datatypes.S k + j)%nat by lia. apply IH; [congruence|exact Ls|lia].
Qed.
Lemma spread_length fs : forall signs, List.length (spread_signs fs signs) = List.length fs.
Proof. induction fs as [|[] fs IH]; intros signs; [reflexivity| |]; [destruct signs|]; simpl; f_equal; apply IH. Qed.

Lemma check_stated_support it a : check_stated it a = true -> forall j, (j < List.length (cols it))%nat ->
  nth j (signs_of_all it a) 0%Z = stated_sign a j.
Proof.
  unfold check_stated, signs_of_all, stated_sign. rewrite !andb_true_iff. intros [[Sup Len] _] j Hj.
  apply Settings.all2_eqb in Sup. rewrite Z.eqb_eq, !size_length in Len. apply Nat2Z.inj in Len.
  rewrite Sup in Len. rewrite (spread_is (cols it) 0 _ (signs a) (flags_length _ _ _) Len j Hj).
  change (Z.of_nat 0) with 0%Z. rewrite <- Sup. reflexivity.
Qed.
Lemma differ_somewhere {A} (eq : A -> A -> bool) d (spec : forall a b, a = b -> eq a b = true) x : forall y,
  List.length x = List.length y -> all2 eq x y = false -> exists j, (j < List.length x)%nat /\ nth j x d <> nth j y d.
Proof.
  induction x as [|a x IH]; intros [|b y] L H; try discriminate. simpl in H. destruct (eq a b) eqn:E.
  - destruct (IH y ltac:(simpl in L; congruence) H) as [j [Hj N]]. exists (Datatypes.S j). simpl. split; [lia|exact N].
  - exists 0%nat. simpl. split; [lia|]. intros C. rewrite (spec a b C) in E. discriminate.
Qed.

Lemma sign_penalised n g a j : given_fit n g -> answer_fits n g a -> stated_sign a j <> 0%Z ->
  0 < nth j (thresholds g) 0.
Proof.
  intros Gf (_ & _ & F) N. unfold stated_sign in N. pose proof (given_parts_thresholds _ _ Gf) as P.
  revert F N. generalize (signs a). induction (support a) as [|i support IH]; intros signs F N; [exfalso; apply N;
    reflexivity|].
  inversion F as [|? s ? signs' [R S] F']; subst. simpl in N. destruct (Z.eqb_spec i (Z.of_nat j)) as [->|_];
    [|apply (IH signs' F' N)].
  rewrite Nat2Z.id in S. destruct (Qeq_bool (nth j (thresholds g) 0) 0) eqn:Z; [congruence|].
  pose proof (nth_nonneg (thresholds g) j P) as P0. apply Qle_lteq in P0. destruct P0 as [P0|P0]; [exact P0|exfalso].
  apply Qeq_bool_neq in Z. apply Z. symmetry. exact P0.
Qed.

Theorem check_regression_pair_sound : forall (K : ordered_field) c, check_regression_pair c = true ->
  regression_pair_holds (K := K) c.
Proof.
  intros K c. unfold check_regression_pair. rewrite !andb_true_iff. intros [[[[H1 H2] H3] H4] H5].
  destruct (check_data_sound _ _ _ _ _ H1) as (Name & Rows & Cols & Fit). rewrite Rows, Cols in *.
  pose proof (check_given_sound _ _ H2) as Gf. destruct (instance_of _ _) as [it|] eqn:It; [|discriminate].
  cbn zeta in H5. rewrite !andb_true_iff in H5. destruct H5 as [[C1 C2] D].
  pose proof (moved_answered (K := K) _ _ _ Fit Gf H3 it _ It C1) as A1.
  pose proof (moved_answered (K := K) _ _ _ Fit Gf H4 it _ It C2) as A2.
  unfold regression_pair_holds. repeat (split; [assumption|]).
  pose proof (moved_cols_length _ _ _ Fit Gf H3 it It) as L1. pose proof (moved_cols_length _ _ _ Fit Gf H4 it It) as
    L2.
  apply negb_true_iff in D.
  assert (Len : List.length (signs_of_all (moved_instance it (first_move c)) (first_answer c)) =
    List.length (signs_of_all (moved_instance it (second_move c)) (second_answer c))).
  { unfold signs_of_all. rewrite !spread_length, !flags_length, L1, L2. reflexivity. }
  destruct (differ_somewhere Z.eqb 0%Z (fun a b => proj2 (Z.eqb_eq a b)) _ _ Len D) as [j [Hj N]].
  unfold signs_of_all in Hj. rewrite spread_length, flags_length, L1 in Hj.
  rewrite (check_stated_support _ _ C1), (check_stated_support _ _ C2) in N by (rewrite ?L1, ?L2; exact Hj).
  exists j. split; [exact Hj|]. split; [|exact N].
  destruct (Z.eq_dec (stated_sign (first_answer c) j) 0) as [Z|Z].
  - apply (sign_penalised _ _ (second_answer c) j Gf); [apply A2|]. congruence.
  - apply (sign_penalised _ _ (first_answer c) j Gf); [apply A1|exact Z].
Qed.
