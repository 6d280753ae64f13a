(** * Certificates of T0 for linear programs: what is accepted is true *)

From Coq Require Import ZArith QArith Qabs List Lia Setoid Bool Ascii String PeanoNat.
From Barriers Require Import OrderedFields LinearSystems Programs TrustProgram TrustRational.
From Barriers Require Settings.
From Barriers Require Import Json Sha256 Numerals NetworkChecker Intervals Blocks ListSums Minors.
From Barriers Require Import RegressionCertificates RegressionChecker ProgramCertificates ProgramSides ProgramChecker.
From Barriers Require Import PairChecker SolutionCertificates.
Import ListNotations.
Open Scope Q_scope.
Local Notation below := LinearSystems.below.
Local Notation over := LinearSystems.over.

(** ** Numbers and rows *)

Lemma stands_entry l m f i : stands l (below m) f -> (i < m)%nat -> nth i l 0 == f i.
Proof.
  intros H Hi. pose proof (same_length _ _ _ H) as L. rewrite below_length in L.
  pose proof (list_nth 0 l) as N. rewrite L in N. destruct (all_at _ _ _ (both _ _ _ _ H N) i (proj2 (in_below m i)
    Hi)) as [q [_ [E ->]]].
  exact E.
Qed.
Lemma distinct_sound l : distinct l = true -> NoDup l.
Proof.
  induction l as [|i l IH]; intros H; [constructor|]. simpl in H. apply andb_true_iff in H. destruct H as [H1 H2].
  constructor; [|apply IH, H2]. intros I. apply negb_true_iff in H1. apply not_true_iff_false in H1. apply H1.
  apply existsb_exists. exists i. split; [exact I|apply Z.eqb_refl].
Qed.
Lemma rows_fit_sound counts rows : rows_fit counts rows = true ->
  NoDup (map Z.to_nat rows) /\ forall i, In i (map Z.to_nat rows) -> nth i counts false = true.
Proof.
  unfold rows_fit. rewrite andb_true_iff, forallb_forall. intros [D F]. apply distinct_sound in D. split.
  - assert (P : forall i, In i rows -> (0 <= i)%Z).
    { intros i Hi. specialize (F i Hi). apply andb_true_iff in F. apply Z.leb_le, F. }
    clear F. induction D as [|i rows N D IH]; simpl; constructor.
    + intros I. apply in_map_iff in I. destruct I as [k [E Hk]]. apply Z2Nat.inj in E; [|apply P; simpl; auto|apply P;
      simpl; auto].
      subst. contradiction.
    + apply IH. intros k Hk. apply P. right. exact Hk.
  - intros i Hi. apply in_map_iff in Hi. destruct Hi as [k [<- Hk]]. specialize (F k Hk). apply andb_true_iff in F.
    destruct F as [_ F]. apply andb_true_iff in F. apply F.
Qed.

Section Field.
Context {K : ordered_field}.
Open Scope field_scope.
Lemma rational_equal (p q : Q) : (of_Q p : K) == of_Q q -> (p == q)%Q.
Proof.
  intros E. destruct (Q_dec p q) as [[L|L]|L]; [| |exact L]; apply (of_Q_lt K) in L; exfalso; apply (lt_neq _ _ L);
    [exact E|symmetry; exact E].
Qed.
Lemma rational_less (p q : Q) : (of_Q p : K) < of_Q q -> (p < q)%Q.
Proof. intros E. apply qlt_iff. apply (qlt_field (K := K)). exact E. Qed.

(** The columns are independent over K on rows that count. *)
Lemma independent_columns w counts cols J (A : nat -> nat -> Qf) m : independent w counts cols = true -> NoDup J ->
  Forall2 (fun col j => stands col (below m) (fun a => A a j)) cols J -> List.length counts = m ->
  forall e : nat -> K, (forall a, (a < m)%nat -> nth a counts false = true -> over J (fun l => of_Q (A a l) * e l) ==
    fzero) ->
  forall j, In j J -> e j == fzero.
Proof.
  intros H DJ C L e Ker. unfold independent in H. apply andb_true_iff in H. destruct H as [R M].
  destruct (rows_fit_sound _ _ R) as [DI In_].
  assert (Small : forall i, In i (map Z.to_nat (minor_rows w)) -> (i < m)%nat).
  { intros i Hi. destruct (Nat.lt_ge_cases i m) as [G|G]; [exact G|]. specialize (In_ i Hi). rewrite nth_overflow in
    In_ by lia. discriminate. }
  apply (minor_injective (modulus w) (map Z.to_nat (minor_rows w)) cols _ J A M eq_refl DI DJ).
  - clear - C Small. induction C as [|col l cols J E _ IH]; constructor; [|exact IH]. intros i Hi.
    apply (stands_entry _ m (fun a => A a l)); [exact E|apply Small, Hi].
  - intros i Hi. apply Ker; [apply Small, Hi|apply In_, Hi].
Qed.
Lemma unlike_sound x : forall z n, unlike x z = true -> List.length x = n -> differ (K := K) n (vector_in
  x) (vector_in z).
Proof.
  induction x as [|a x IH]; intros [|b z] n H L; try discriminate. cbn [unlike] in H. destruct (Qeq_bool a b) eqn:E.
  - destruct (IH z _ H eq_refl) as [j [Hj N]]. exists (Datatypes.S j). split; [simpl in L; lia|exact N].
  - exists 0%nat. split; [simpl in L; lia|]. intros C. apply rational_equal in C. apply Qeq_bool_neq in E. apply E, C.
Qed.
End Field.

(** ** Points, slopes, rays *)

Section Solved.
Variables (p : program) (e : exact_program).
Let m := program_height p.
Let n := program_width p.
Hypothesis fit : program_fits p.
Hypothesis exactly : exact_of p = Some e.
Let A : nat -> nat -> Qf := entry_of (program_entries p).
Let b : nat -> Qf := number_of (entries (demand p)).
Let c : nat -> Qf := number_of (entries (price p)).
Let low := bound_of (lower p).
Let high := bound_of (upper p).

Lemma exact_stands : Forall2 (fun col j => stands col (below m) (fun a => A a j)) (ecols e) (below n) /\
  stands (edemand e) (below m) b /\ stands (eprice e) (below n) c.
Proof.
  pose (t := {| relative := 0; absolute := 0; exact := [] |}). destruct (zprogram_of p t) as [z|] eqn:Z.
  - destruct (zprogram_stands p t z fit Z) as (I1 & _ & I3 & I4 & _). unfold exact_of in exactly.
    unfold zprogram_of in Z.
    destruct (together _) as [[|b0 [|c0 vs]]|]; try discriminate. cbn [bind] in *. injection Z as <-.
      injection exactly as <-.
    repeat split; assumption.
  - exfalso. unfold exact_of in exactly. unfold zprogram_of in Z. destruct (together _) as [[|b0 [|c0 vs]]|];
    discriminate.
Qed.
Lemma bounds_are : Forall2 (fun o j => fst o = low j /\ snd o = high j) (combine (lower p) (upper p)) (below n).
Proof.
  destruct fit as (_ & _ & _ & _ & Lu & Ll & _). apply (combine_all (fun o j => o = low j) (fun o j => o = high j)).
  - unfold low, bound_of, n. rewrite <- Ll. apply list_nth.
  - unfold high, bound_of, n. rewrite <- Lu. apply list_nth.
Qed.

Lemma point_stands xs : size xs = size (ecols e) -> stands xs (below n) (number_of xs).
Proof.
  intros L. rewrite !size_length in L. apply Nat2Z.inj in L. destruct exact_stands as (I1 & _). apply same_length in I1.
  rewrite below_length in I1. rewrite <- I1, <- L. apply nth_stands.
Qed.
Lemma applied xs : size xs = size (ecols e) ->
  stands (apply_columns e xs) (below m) (fun a => over (below n) (fun j => (A a j * number_of xs j)%F)).
Proof.
  intros L. destruct exact_stands as (I1 & I2 & _). apply (combined_zeros _ _ _ _ (fun j a => A a j));
    [apply point_stands, L|exact I1|exact (zeros_stand _ _ _ I2)].
Qed.

Lemma feasible_sound xs : check_feasible p e xs = true ->
  size xs = size (ecols e) /\ feasible (K := Q_field) m n low high A b (number_of xs).
Proof.
  unfold check_feasible. rewrite !andb_true_iff, Z.eqb_eq. intros [[L Z] H]. split; [exact L|]. split.
  - intros a Ha. destruct exact_stands as (_ & I2 & _).
    pose proof (stands_sub _ _ _ _ _ I2 (applied xs L)) as S. destruct (all_at _ _ _ S a (proj2 (in_below m a) Ha)) as
      [q [Hq E]].
    unfold all_zero in Z. rewrite forallb_forall in Z. specialize (Z q Hq). apply Qeq_bool_iff in Z. rewrite E in Z.
    change (b a - over (below n) (fun j => A a j * number_of xs j) == 0)%F in Z.
    change (over (below n) (fun j => A a j * number_of xs j) == b a)%F. fra.
  - intros j Hj. revert j Hj.
    assert (G : forall j, In j (below n) -> at_least (low j) (number_of xs j) /\ at_most (high j) (number_of xs j)).
    { apply (all_true _ _ _) with (2 := H).
      apply (map2_all _ (fun o j => fst o = low j /\ snd o = high j) (fun q j => q == number_of xs j) _ _ _ _
        bounds_are (point_stands xs L)).
      intros o q j _ [E1 E2] Eq T. unfold holds_at in T. apply andb_true_iff in T. rewrite E1, E2 in T.
        destruct T as [T1 T2].
      unfold at_least, at_most. split.
      - destruct (low j); [|exact I]. apply Qle_bool_iff in T1. rewrite Eq in T1. exact T1.
      - destruct (high j); [|exact I]. apply Qle_bool_iff in T2. rewrite Eq in T2. exact T2. }
    intros j Hj. apply G, in_below, Hj.
Qed.

Lemma slopes_stand us : size us = size (edemand e) ->
  stands us (below m) (number_of us) /\ stands (slopes_at e us) (below n) (reduced_cost m A c (number_of us)).
Proof.
  intros L. rewrite !size_length in L. apply Nat2Z.inj in L. destruct exact_stands as (I1 & I2 & I3).
  assert (Su : stands us (below m) (number_of us)).
  { apply same_length in I2. rewrite below_length in I2. rewrite <- I2, <- L. apply nth_stands. }
  split; [exact Su|]. apply (map2_all _ _ (fun q j => q == c j) _ _ _ _ I1 I3). intros col q j _ Hc Hq.
  rewrite qsub_is, Hq, (qdot_is _ _ _ _ _ Hc Su). reflexivity.
Qed.

Lemma complementary_sound xs us : size xs = size (ecols e) -> size us = size (edemand e) ->
  check_complementary p (slopes_at e us) xs = true -> forall j, (j < n)%nat ->
  (0 < reduced_cost m A c (number_of us) j -> equals (low j) (number_of xs j)) /\
  (reduced_cost m A c (number_of us) j < 0 -> equals (high j) (number_of xs j)).
Proof.
  intros Lx Lu H j Hj. apply in_below in Hj. revert j Hj. destruct (slopes_stand us Lu) as [_ Sl].
  apply (all_true (fun j => (0 < reduced_cost m A c (number_of us) j -> equals (low j) (number_of xs j)) /\
    (reduced_cost m A c (number_of us) j < 0 -> equals (high j) (number_of xs j))) _ _) with (2 := H).
  apply (map2_all _ (fun q j => q == reduced_cost m A c (number_of us) j)
    (fun t j => (fst (fst t) = low j /\ snd (fst t) = high j) /\ snd t == number_of xs j) _ _ _ _ Sl
    (combine_all _ _ _ _ _ bounds_are (point_stands xs Lx))).
  intros s [[l u] q] j _ E [[E1 E2] Eq] T. cbn [fst snd] in *. subst l u. apply andb_true_iff in T.
    destruct T as [T1 T2].
  rewrite <- E. split; intros S; unfold equals.
  - apply qlt_iff in S. rewrite S in T1. cbn [negb orb] in T1. unfold is_bound in T1. destruct (low j); [|discriminate].
    apply Qeq_bool_iff in T1. rewrite <- Eq. exact T1.
  - apply qlt_iff in S. rewrite S in T2. cbn [negb orb] in T2. unfold is_bound in T2. destruct (high j);
    [|discriminate].
    apply Qeq_bool_iff in T2. rewrite <- Eq. exact T2.
Qed.

(** ** Over every ordered field *)

Section Holds.
Context {K : ordered_field}.
Open Scope field_scope.
Local Notation "0" := (@fzero K) : field_scope.
Add Field K_f : (K_field K) (morphism (of_Q_morph K), constants [f_cst], setoid (K_setoid K) (K_ext K)).
Let A' : nat -> nat -> K := matrix_in (program_entries p).
Let b' : nat -> K := vector_in (entries (demand p)).
Let c' : nat -> K := vector_in (entries (price p)).
Let low' := bound_in (K := K) (lower p).
Let high' := bound_in (K := K) (upper p).

Lemma sum_in_field S f : @of_Q K (over S f) == over S (fun i => of_Q (f i)).
Proof. apply is_over. intros i. apply is_of. Qed.
Lemma product_sum S f g : @of_Q K (over S (fun i => (f i * g i)%F)) == over S (fun i => of_Q (f i) * of_Q (g i)).
Proof. apply is_over. intros i. apply is_mul; apply is_of. Qed.

Lemma feasible_in_field xs : feasible (K := Q_field) m n low high A b (number_of xs) ->
  feasible m n low' high' A' b' (vector_in xs).
Proof.
  intros [R B]. split.
  - intros a Ha. pose proof (of_Q_eq K _ _ (R a Ha)) as E. rewrite product_sum in E. exact E.
  - intros j Hj. destruct (B j Hj) as [B1 B2]. split; [apply (into_at_least (K := K)) in B1; exact B1|].
    apply (into_at_most (K := K)) in B2; exact B2.
Qed.
Lemma cost_in_field us j : @of_Q K (reduced_cost m A c (number_of us) j) == reduced_cost m A' c' (vector_in us) j.
Proof.
  unfold reduced_cost. pose proof (q_sub (K := K)) as S. change (@of_Q K (c j - over (below m) (fun a => (A a j *
    number_of us a)%F))%Q ==
    c' j - over (below m) (fun a => A' a j * vector_in us a)). rewrite S. rewrite product_sum. reflexivity.
Qed.
Lemma complementary_in_field xs us : size xs = size (ecols e) -> size us = size (edemand e) ->
  check_complementary p (slopes_at e us) xs = true -> forall j, (j < n)%nat ->
  (0 < reduced_cost m A' c' (vector_in us) j -> equals (low' j) (vector_in xs j)) /\
  (reduced_cost m A' c' (vector_in us) j < 0 -> equals (high' j) (vector_in xs j)).
Proof.
  intros Lx Lu H j Hj. destruct (complementary_sound xs us Lx Lu H j Hj) as [P N]. rewrite <- cost_in_field. split;
    intros S.
  - apply (into_equals (K := K)). apply P. apply (rational_less (K := K)). exact S.
  - apply (into_equals (K := K)). apply N. apply (rational_less (K := K)). exact S.
Qed.

Lemma optimal_sound xs us : check_feasible p e xs = true -> size us = size (edemand e) ->
  check_complementary p (slopes_at e us) xs = true -> optimal m n low' high' A' b' c' (vector_in xs).
Proof.
  intros F Lu H. destruct (feasible_sound xs F) as [Lx Fx]. apply (T0_optimal m n low' high' A' b' c' _ (vector_in us)).
  - apply feasible_in_field, Fx.
  - apply complementary_in_field; assumption.
Qed.

Lemma one_sound w support xs us : check_one_program p e w support xs us = true ->
  one_optimal_is m n (lower p) (upper p) A' b' c' (vector_in xs) /\
  forall j, (j < n)%nat -> (In (Z.of_nat j) support <-> above (low' j) (vector_in xs j) /\ under (high' j) (vector_in
    xs j)).
Proof.
  unfold check_one_program. rewrite !andb_true_iff, Z.eqb_eq. intros [[[[F Lu] C] Sup] Ind].
  destruct (feasible_sound xs F) as [Lx Fx]. destruct (slopes_stand us Lu) as [_ Sl].
    destruct exact_stands as (I1 & I2 & _).
  pose proof (point_stands xs Lx) as Sx. split; [split|].
  - apply (optimal_sound xs us); assumption.
  - set (movable := map2 _ (slopes_at e us) _) in Ind.
    assert (Mov : Forall2 (fun (t : bool) j => t = (Qeq_bool (reduced_cost m A c (number_of us) j) 0 &&
      negb (fixed_at (low j, high j) (number_of xs j)))%bool) movable (below n)).
    { apply (map2_all _ (fun q j => (q == reduced_cost m A c (number_of us) j)%Q)
        (fun t j => (fst (fst t) = low j /\ snd (fst t) = high j) /\ (snd t == number_of xs j)%Q) _ _ _ _ Sl
        (combine_all _ _ _ _ _ bounds_are Sx)).
      intros s [[l u] q] j _ E [[E1 E2] Eq]. cbn [fst snd] in *. subst l u. f_equal.
      - apply eq_true_iff_eq. rewrite !Qeq_bool_iff, E. reflexivity.
      - f_equal. unfold fixed_at, is_bound. cbn [fst snd]. f_equal; [destruct (low j)|destruct (high j)];
        try reflexivity;
          apply eq_true_iff_eq; rewrite !Qeq_bool_iff, Eq; reflexivity. }
    pose proof (same_length _ _ _ Mov) as Lm. rewrite below_length in Lm.
    assert (At : forall j, (j < n)%nat -> nth j movable false = (Qeq_bool (reduced_cost m A c (number_of us) j) 0 &&
      negb (fixed_at (low j, high j) (number_of xs j)))%bool).
    { intros j Hj. pose proof (list_nth false movable) as N. rewrite Lm in N.
      destruct (all_at _ _ _ (both _ _ _ _ Mov N) j (proj2 (in_below n j) Hj)) as [t [_ [E1 E2]]]. congruence. }
    intros x' Ox. apply (T0_one_optimal m n low' high' A' b' c' (vector_in xs) (vector_in us)) with (T := keep true
      movable (below n));
      [apply feasible_in_field, Fx|apply complementary_in_field; assumption|apply keep_distinct,
        below_distinct| | | |exact Ox].
    + intros j Hj. apply in_below, (keep_in _ _ _ _ Hj).
    + intros j Hj Z Nj. rewrite (keep_below true movable n j Lm Hj), (At j Hj) in Nj.
      rewrite <- cost_in_field in Z. change (0 : K) with (of_Q 0%Q : K) in Z. apply rational_equal in Z.
        apply Qeq_bool_iff in Z.
      rewrite Z in Nj. cbn [andb] in Nj. apply not_true_iff_false, negb_false_iff in Nj. unfold fixed_at in Nj.
        cbn [fst snd] in Nj.
      apply andb_true_iff in Nj. destruct Nj as [N1 N2].
      split; apply (into_equals (K := K)); [unfold is_bound in N1; unfold low in *|unfold is_bound in N2;
        unfold high in *].
      * unfold bound_of in *. destruct (nth j (lower p) None); [|discriminate]. apply Qeq_bool_iff, N1.
      * unfold bound_of in *. destruct (nth j (upper p) None); [|discriminate]. apply Qeq_bool_iff, N2.
    + intros ev Ker. apply (independent_columns (K := K) w _ _ _ A m Ind).
      * apply keep_distinct, below_distinct.
      * apply keep_all, I1.
      * rewrite map_length. pose proof (same_length _ _ _ I2) as L2. rewrite below_length in L2. exact L2.
      * intros a Ha _. exact (Ker a Ha).
  - apply Settings.all2_eqb in Sup. set (free := map2 free_at _ xs) in Sup.
    assert (Fr : Forall2 (fun (t : bool) j => t = true <-> above (low' j) (vector_in xs j) /\
      under (high' j) (vector_in xs j)) free (below n)).
    { apply (map2_all _ _ _ _ _ _ _ bounds_are Sx). intros o q j _ [E1 E2] Eq. unfold free_at. rewrite andb_true_iff,
      E1, E2.
      assert (E' : (of_Q q : K) == vector_in xs j) by (apply of_Q_eq, Eq). unfold low', high', bound_in, low, high,
        bound_of in *.
      destruct (nth j (lower p) None), (nth j (upper p) None); cbn [option_map above under];
        rewrite ?(qlt_field (K := K)), ?E'; tauto. }
    pose proof (same_length _ _ _ Fr) as Lf. rewrite below_length in Lf. intros j Hj.
    assert (Num : Forall2 (fun z i => z = Z.of_nat i) (keep true free (numbered 0 (ecols e))) (keep true free (below
      n))).
    { apply keep_all. pose proof (same_length _ _ _ I1) as L1. rewrite below_length in L1. rewrite <- L1.
      apply numbered_is. }
    rewrite (support_numbers _ _ _ Sup Num).
    assert (Mem : In (Z.of_nat j) (map Z.of_nat (keep true free (below n))) <-> In j (keep true free (below n))).
    { split; [|apply in_map]. intros I. apply in_map_iff in I. destruct I as [k [E Hk]]. apply Nat2Z.inj in E. subst.
      exact Hk. }
    rewrite Mem, (keep_below true free n j Lf Hj). pose proof (list_nth false free) as N. rewrite Lf in N.
    destruct (all_at _ _ _ (both _ _ _ _ Fr N) j (proj2 (in_below n j) Hj)) as [t [_ [E1 E2]]]. rewrite <- E2. exact E1.
Qed.

Lemma infeasible_sound us : check_infeasible p e us = true -> forall x, ~ feasible m n low' high' A' b' x.
Proof.
  unfold check_infeasible. rewrite andb_true_iff, Z.eqb_eq. intros [Lu H]. destruct (every _ _) as [ends|] eqn:E;
    [|discriminate].
  apply every_spec in E. destruct exact_stands as (I1 & I2 & _). destruct (slopes_stand us Lu) as [Su _].
  set (slope j := over (below m) (fun a => (A a j * number_of us a)%F)).
  assert (Sl : stands (map (fun col => qdot col us) (ecols e)) (below n) slope).
  { apply (map_all _ _ _ _ _ I1). intros col j _ Hc. exact (qdot_is _ _ _ _ _ Hc Su). }
  set (slopes := map (fun col => qdot col us) (ecols e)) in *.
  assert (En : Forall2 (fun q j => exists s, s == slope j /\ furthest s (low j, high j) = Some q)%Q ends (below n)).
  { pose proof (combine_all _ _ _ _ _ Sl bounds_are) as Cb. clear - E Cb. revert ends E.
    induction Cb as [|[s o] j l S [E1 [E2 E3]] _ IH]; intros ends E; inversion E; subst; constructor; [|apply IH;
      assumption].
    exists s. split; [exact E1|]. cbn [fst snd] in *. rewrite <- E2, <- E3. destruct o. assumption. }
  assert (Le : stands ends (below n) (number_of ends)).
  { pose proof (same_length _ _ _ En) as L. rewrite below_length in L. rewrite <- L. apply nth_stands. }
  apply (T0_infeasible m n low' high' A' b' (vector_in us) (fun j => of_Q (slope j) * of_Q (number_of ends j))).
  - intros j t Hj P Q.
    assert (Sk : over (below m) (fun a => A' a j * vector_in us a) == of_Q (slope j)).
    { unfold slope. rewrite product_sum. reflexivity. }
    rewrite Sk. destruct (all_at _ _ _ (both _ _ _ _ En Le) j (proj2 (in_below n j) Hj)) as [q [_ [[s [Es Fs]] Eq]]].
    rewrite <- (of_Q_eq K _ _ Es), <- (of_Q_eq K _ _ Eq). unfold furthest in Fs. cbn [fst snd] in Fs.
    unfold low', high', bound_in, low, high, bound_of in *.
    destruct (qlt 0 s) eqn:S1; [|destruct (qlt s 0) eqn:S2].
    + apply (qlt_field (K := K)) in S1. change (of_Q 0%Q : K) with (0 : K) in S1. rewrite Fs in Q. simpl in Q.
      assert (0 <= of_Q s * (of_Q q - t)) by (apply mult_nonneg; fra). fra.
    + apply (qlt_field (K := K)) in S2. change (of_Q 0%Q : K) with (0 : K) in S2. rewrite Fs in P. simpl in P.
      assert (0 <= - of_Q s * (t - of_Q q)) by (apply mult_nonneg; fra). fra.
    + apply not_true_iff_false in S1, S2. rewrite (qlt_field (K := K)) in S1, S2.
      change (of_Q 0%Q : K) with (0 : K) in S1, S2.
      assert (Z : (of_Q s : K) == 0) by fra. rewrite Z. fra.
  - apply (qlt_field (K := K)) in H. rewrite (of_Q_eq K _ _ (qdot_is _ _ _ _ _ Sl Le)), (of_Q_eq K _ _ (qdot_is _ _ _
    _ _ Su I2)) in H.
    rewrite !product_sum in H. exact H.
Qed.

Lemma unbounded_sound xs ds : check_feasible p e xs = true -> check_ray p e ds = true ->
  forall v, exists x, feasible m n low' high' A' b' x /\ objective n c' x < v.
Proof.
  intros F H. destruct (feasible_sound xs F) as [Lx Fx]. unfold check_ray in H. rewrite !andb_true_iff, Z.eqb_eq in H.
  destruct H as [[[Ld Z] B] Co]. destruct exact_stands as (_ & _ & I3).
  apply (T0_unbounded m n low' high' A' b' c' (vector_in xs) (vector_in ds)); [apply feasible_in_field, Fx| | |].
  - intros a Ha. destruct (all_at _ _ _ (applied ds Ld) a (proj2 (in_below m a) Ha)) as [q [Hq E]].
    unfold all_zero in Z. rewrite forallb_forall in Z. specialize (Z q Hq). apply Qeq_bool_iff in Z. rewrite E in Z.
    apply (of_Q_eq K) in Z. rewrite product_sum in Z. exact Z.
  - intros j Hj. apply in_below in Hj. revert j Hj.
    apply (all_true (fun j => (low' j <> None -> 0 <= vector_in ds j) /\ (high' j <> None -> vector_in
      ds j <= 0)) _ _) with (2 := B).
    apply (map2_all _ _ _ _ _ _ _ bounds_are (point_stands ds Ld)). intros o q j _ [E1 E2] Eq T. rewrite E1, E2 in T.
    apply andb_true_iff in T. destruct T as [T1 T2]. assert (E' : (of_Q q : K) == vector_in ds j) by (apply of_Q_eq,
      Eq).
    unfold low', high', bound_in, low, high, bound_of in *. split; intros N.
    + destruct (nth j (lower p) None); [|exfalso; apply N; reflexivity]. apply (qle_field (K := K)) in T1.
      rewrite E' in T1. exact T1.
    + destruct (nth j (upper p) None); [|exfalso; apply N; reflexivity]. apply (qle_field (K := K)) in T2.
      rewrite E' in T2. exact T2.
  - apply (qlt_field (K := K)) in Co. rewrite (of_Q_eq K _ _ (qdot_is _ _ _ _ _ I3 (point_stands ds Ld))),
    product_sum in Co. exact Co.
Qed.
End Holds.
End Solved.

Theorem check_solved_program_sound : forall (K : ordered_field) c, check_solved_program c = true ->
  solved_program_holds (K := K) c.
Proof.
  intros K c. unfold check_solved_program. rewrite !andb_true_iff. intros [[H1 _] H].
  destruct (check_program_sound _ _ _ _ _ H1) as (Name & Rows & Cols & Fit). destruct (exact_of _) as [e|] eqn:E;
    [|discriminate].
  unfold solved_program_holds. repeat (split; [assumption|]).
  destruct (String.eqb_spec (outcome c) "one") as [O|_].
  { left. split; [exact O|]. destruct (at_point (why c)) as [x|]; [|discriminate]. destruct (at_dual (why c)) as [u|];
    [|discriminate].
    destruct (at_other (why c)); [discriminate|]. destruct (solved_support c) as [support|]; [|discriminate].
    destruct (one_sound (K := K) _ _ Fit E _ _ _ _ H) as [O1 O2]. exists (vector_in (entries x)). split; [exact O1|].
    exists support. split; [reflexivity|exact O2]. }
  right. rewrite !andb_true_iff in H. destruct H as [_ H].
  destruct (String.eqb_spec (outcome c) "several") as [O|_].
  { left. split; [exact O|]. destruct (at_point (why c)) as [x|]; [|discriminate]. destruct (at_dual (why c)) as [u|];
    [|discriminate].
    destruct (at_other (why c)) as [z|]; [|discriminate]. unfold check_several_programs in H. rewrite !andb_true_iff,
      Z.eqb_eq in H.
    destruct H as [[[[[A1 A2] A3] A4] A5] A6]. exists (vector_in (entries x)), (vector_in (entries z)).
    split; [exact (optimal_sound _ _ Fit E _ _ A1 A2 A3)|]. split; [exact (optimal_sound _ _ Fit E _ _ A4 A2 A5)|].
    apply unlike_sound; [exact A6|]. pose proof (point_stands _ _ Fit E _ (proj1 (feasible_sound _ _ Fit E _ A1))) as S.
    apply same_length in S. rewrite below_length in S. exact S. }
  right. destruct (String.eqb_spec (outcome c) "infeasible") as [O|_].
  { left. split; [exact O|]. destruct (at_point (why c)); [discriminate|]. destruct (at_dual (why c)) as [u|];
    [|discriminate].
    destruct (at_other (why c)); [discriminate|]. exact (infeasible_sound _ _ Fit E _ H). }
  right. destruct (String.eqb_spec (outcome c) "unbounded") as [O|_]; [|discriminate]. split; [exact O|].
  destruct (at_point (why c)) as [x|]; [|discriminate]. destruct (at_dual (why c)); [discriminate|].
  destruct (at_other (why c)) as [z|]; [|discriminate]. apply andb_true_iff in H. destruct H as [F R].
  exact (unbounded_sound _ _ Fit E _ _ F R).
Qed.
