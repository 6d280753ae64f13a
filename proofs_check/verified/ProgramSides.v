(** * The inequalities of T2, from lists

    The sides of T2.2, T2.4 and T2.5 are summed in another order, so that what the widths contribute is added once, and
    not anew for each row ([primal_regrouped], [dual_regrouped], [cost_regrouped]).
      [check_basis_sound]: a basis that is
    accepted satisfies T2.1 to T2.5. *)

From Coq Require Import ZArith QArith Qabs List Lia Setoid Bool Ascii String PeanoNat.
From Barriers Require Import OrderedFields LinearSystems Programs TrustProgram TrustRational.
From Barriers Require Settings.
From Barriers Require Import Json Sha256 Numerals NetworkChecker Intervals Blocks ListSums.
From Barriers Require Import RegressionCertificates RegressionChecker ProgramCertificates.
Import ListNotations.
Open Scope Q_scope.
Local Notation below := LinearSystems.below.
Local Notation over := LinearSystems.over.

(** ** The sides of T2.2, T2.4 and T2.5, summed in another order *)

Section Regrouped.
Context {K : ordered_field}.
Open Scope field_scope.
Local Notation "0" := (@fzero K) : field_scope.
Add Field K_f : (K_field K) (morphism (of_Q_morph K), constants [f_cst], setoid (K_setoid K) (K_ext K)).
Variables (m n : nat) (A E : nat -> nat -> K) (b c f g : nat -> K) (B : list nat) (x u w v : nat -> K) (M : nat ->
  nat -> K).

Lemma exchanged I J (s t : nat -> K) (e : nat -> nat -> K) :
  over I (fun l => over J (fun a => s a * e a l) * t l) == over J (fun a => s a * over I (fun l => e a l * t l)).
Proof.
  rewrite (over_same I _ (fun l => over J (fun a => s a * (e a l * t l)))).
  - rewrite over_swap. apply over_same. intros a _. apply over_scale.
  - intros l _. rewrite <- over_scale_right. apply over_same. intros. ring.
Qed.

Lemma primal_regrouped i : primal_side m n A b E f B x w M i ==
  fabs (over (below m) (fun a => M i a * primal_defect n A b x a)) +
  over (below m) (fun a => fabs (M i a) * (row_radius n E f x a + over B (fun l => E a l * w l))) +
  over B (fun l => fabs (unit_entry i l - over (below m) (fun a => M i a * A a l)) * w l).
Proof.
  unfold primal_side.
  rewrite (over_same B (fun l => (fabs (unit_entry i l - over (below m) (fun a => M i a * A a l)) +
    over (below m) (fun a => fabs (M i a) * E a l)) * w l)
    (fun l => fabs (unit_entry i l - over (below m) (fun a => M i a * A a l)) * w l +
      over (below m) (fun a => fabs (M i a) * E a l) * w l)) by (intros; ring).
  rewrite over_plus, exchanged.
  rewrite (over_same (below m) (fun a => fabs (M i a) * (row_radius n E f x a + over B (fun l => E a l * w l)))
    (fun a => fabs (M i a) * row_radius n E f x a + fabs (M i a) * over B (fun l => E a l * w l))) by (intros; ring).
  rewrite over_plus. ring.
Qed.

Lemma reach_split j : g j + over (below m) (fun a => E a j * (fabs (u a) + v a)) ==
  cost_radius m E g u j + over (below m) (fun a => E a j * v a).
Proof.
  unfold cost_radius.
  rewrite (over_same (below m) (fun a => E a j * (fabs (u a) + v a)) (fun a => E a j * fabs (u a) + E a j * v a)) by
    (intros; ring).
  rewrite over_plus. ring.
Qed.
(** The uncertain part of a reduced cost, together with the width of u. *)
Definition off_of (j : nat) : K := cost_radius m E g u j + over (below m) (fun a => E a j * v a).

Lemma dual_regrouped a : dual_side m A c E g B u v M a ==
  fabs (over B (fun i => M i a * reduced_cost m A c u i)) + over B (fun i => fabs (M i a) * off_of i) +
  over (below m) (fun k => fabs (unit_entry a k - over B (fun i => A k i * M i a)) * v k).
Proof.
  unfold dual_side, off_of.
  rewrite (over_same (below m) (fun k => (fabs (unit_entry a k - over B (fun i => A k i * M i a)) +
    over B (fun i => E k i * fabs (M i a))) * v k)
    (fun k => fabs (unit_entry a k - over B (fun i => A k i * M i a)) * v k + over B (fun i => fabs (M i a) * E k i) *
      v k)).
  2: { intros k _. rewrite (over_same B (fun i => E k i * fabs (M i a)) (fun i => fabs (M i a) * E k i)) by (intros;
    ring). ring. }
  rewrite over_plus, (exchanged (below m) B (fun i => fabs (M i a)) v (fun i k => E k i)).
  rewrite (over_same B (fun i => fabs (M i a) * (cost_radius m E g u i + over (below m) (fun k => E k i * v k)))
    (fun i => fabs (M i a) * cost_radius m E g u i + fabs (M i a) * over (below m) (fun k => E k i * v k))) by
      (intros; ring).
  rewrite over_plus. ring.
Qed.

Lemma cost_regrouped j : cost_side m A E g B u v M j ==
  off_of j + over B (fun i => fabs (in_basis m A M j i) * off_of i) +
  over (below m) (fun a => fabs (rest m A B M j a) * v a).
Proof.
  unfold cost_side, off_of.
  rewrite (over_same (below m) (fun a => (fabs (rest m A B M j a) + E a j + over B (fun i => E a i * fabs (in_basis m
    A M j i))) * v a)
    (fun a => fabs (rest m A B M j a) * v a + (E a j * v a + over B (fun i => fabs (in_basis m A M j i) * E a i) * v
      a))).
  2: { intros a _. rewrite (over_same B (fun i => E a i * fabs (in_basis m A M j i)) (fun i => fabs (in_basis m A M j
    i) * E a i))
    by (intros; ring). ring. }
  rewrite !over_plus, (exchanged (below m) B (fun i => fabs (in_basis m A M j i)) v (fun i a => E a i)).
  rewrite (over_same B (fun i => fabs (in_basis m A M j i) * (cost_radius m E g u i + over (below m) (fun a => E a i *
    v a)))
    (fun i => fabs (in_basis m A M j i) * cost_radius m E g u i + fabs (in_basis m A M j i) * over (below m) (fun a =>
      E a i * v a)))
    by (intros; ring).
  rewrite over_plus. ring.
Qed.
End Regrouped.

(** ** Points and places *)

Definition placed (a : ascii) : TrustProgram.place := if (a =? "L")%char then AtLower else if (a =? "U")%char then
  AtUpper else Fixed.

Lemma whole_length fs : forall places bounds xs, List.length places = List.length fs ->
  List.length bounds = List.length fs ->
  List.length (whole_point fs places bounds xs) = List.length fs.
Proof.
  induction fs as [|f fs IH]; intros [|a places] [|[l u] bounds] xs L1 L2; try discriminate; [reflexivity|].
  simpl in *. destruct f, xs; simpl; f_equal; apply IH; congruence.
Qed.
Lemma whole_off fs : forall places bounds xs j d, List.length places = List.length fs ->
  List.length bounds = List.length fs ->
  (j < List.length fs)%nat -> nth j fs false = false ->
  nth j (whole_point fs places bounds xs) 0 =
    value_or (if (nth j places zero =? "U")%char then snd (nth j bounds d) else fst (nth j bounds d)).
Proof.
  induction fs as [|f fs IH]; intros [|a places] [|[l u] bounds] xs j d L1 L2 Hj Hf; try discriminate; [simpl in Hj;
    lia|].
  destruct j as [|j].
  - simpl in *. subst f. destruct xs; reflexivity.
  - simpl in *. destruct f, xs; simpl; apply IH; try congruence; lia.
Qed.
Lemma place_fits_suits b a l u : place_fits b a l u = true -> place_suits b a l u.
Proof.
  unfold place_fits, place_suits. destruct b; [apply Ascii.eqb_eq|]. destruct l as [p|], u as [q|]; try discriminate;
    try (apply Ascii.eqb_eq). destruct (Qeq_bool p q); [apply Ascii.eqb_eq|]. rewrite orb_true_iff, !Ascii.eqb_eq.
      tauto.
Qed.

(** ** From the lists of a checked basis to T2.1 to T2.5 *)

Section Based.
Variables (m n : nat) (low high : nat -> option Q) (A E : nat -> nat -> Qf) (b c f g : nat -> Qf).
Variable p : zprogram.
Hypothesis cols_stand : Forall2 (fun col j => stands col (below m) (fun a => A a j)) (zcols p) (below n).
Hypothesis radii_stand : Forall2 (fun col j => stands col (below m) (fun a => E a j)) (col_radii p) (below n).
Hypothesis demand_stands : stands (zdemand p) (below m) b.
Hypothesis price_stands : stands (zprice p) (below n) c.
Hypothesis demand_radii_stand : stands (demand_radii p) (below m) f.
Hypothesis price_radii_stand : stands (price_radii p) (below n) g.
Hypothesis lower_are : Forall2 (fun o j => o = low j) (zlower p) (below n).
Hypothesis upper_are : Forall2 (fun o j => o = high j) (zupper p) (below n).
Hypothesis in_order : forall j, (j < n)%nat -> bounds_ordered (low j) (high j).

(** What a basis with these places satisfies. *)
Definition certified_basis (columns : list Z) (places : list ascii) : Prop :=
  exists (B : list nat) (x u w v : nat -> Qf) (M : nat -> nat -> Qf),
  let at_place j := placed (nth j places zero) in
  columns = map Z.of_nat B /\ List.length places = n /\
  (forall j, (j < n)%nat -> place_suits (if in_dec Nat.eq_dec j B then true else false) (nth j places zero) (low j)
    (high j)) /\
  T2_1 m n low high B at_place x w v /\ T2_2 m n A b E f B x w M /\ T2_3 low high B x w /\
  T2_4 m A c E g B u v M /\ T2_5 m n A c E g B at_place u v M.

Lemma unit_row_stands numbers S i : Forall2 (fun z i => z = Z.of_nat i) numbers S ->
  stands (unit_row numbers (Z.of_nat i)) S (unit_entry i).
Proof.
  intros H. apply (map_all _ _ _ _ _ H). intros z l _ ->. unfold unit_entry.
  replace (Z.of_nat i =? Z.of_nat l)%Z with (i =? l)%nat; [destruct (i =? l)%nat; reflexivity|].
  apply eq_true_iff_eq. rewrite Nat.eqb_eq, Z.eqb_eq. lia.
Qed.
Lemma sum_of_3 (a1 a2 a3 : Q) (k1 k2 k3 : Qf) : a1 == k1 -> a2 == k2 -> a3 == k3 -> qsum [a1; a2;
  a3] == (k1 + k2 + k3)%F.
Proof.
  intros E1 E2 E3. unfold qsum. cbn [fold_left]. rewrite !qadd_is, E1, E2, E3.
  change (0 + k1 + k2 + k3 == k1 + k2 + k3)%F. ring.
Qed.
Lemma stands_sub l l' T h k : stands l T h -> stands l' T k -> stands (map2 qsub l l') T (fun i => (h i - k i)%F).
Proof.
  intros F G. apply (stands_map2 qsub (fun a b => (a - b)%F)); try assumption.
  intros q q' d d' E1 E2. rewrite qsub_is, E1, E2. reflexivity.
Qed.
Lemma combined_zeros cs ws T S (h : nat -> nat -> Qf) k z : stands cs T k -> stand ws T S h -> stands (zeros z) S (fun
  _ => 0%F) ->
  stands (combined cs ws (zeros z)) S (fun a => over T (fun l => (h l a * k l)%F)).
Proof.
  intros F G Z. eapply stands_function; [|exact (combined_is _ _ _ _ _ _ F G _ _ Z)]. intros a _.
  change (0 + over T (fun l => h l a * k l) == over T (fun l => h l a * k l))%F. ring.
Qed.
Lemma stands_abs l S h : stands l S h -> stands (map Qabs l) S (fun i => fabs (h i)).
Proof. apply (stands_map _ (fun a => fabs a)). intros q q' E1. apply q_abs_same, E1. Qed.

Lemma check_basis_sound a : check_basis p a = true -> certified_basis (basis a) (places a).
Proof.
  unfold check_basis. set (fs := flags (basis a) 0 (zcols p)). set (B := keep true fs (below n)).
  rewrite !andb_true_iff. intros [[[[Sup Lb] Lp] Pl] H].
  destruct (together [near_point a; _]) as [[|xs [|ws [|]]]|] eqn:Tg; try discriminate.
  destruct (together [dual_point a; _]) as [[|us [|vs [|]]]|] eqn:Tu; try discriminate.
  destruct (cut_rows _ _ _) as [rows|] eqn:R; [|discriminate].
  rewrite !andb_true_iff in H. destruct H as [[[[[[Lx Lw] Lu] Lv] Pw] Pv] H].
  destruct (in_common _) as [full|] eqn:Fu; [|discriminate]. rewrite !andb_true_iff in H.
    destruct H as [[[H2 H3] H4] H5].
  pose proof (same_length _ _ _ cols_stand) as Ln. rewrite below_length in Ln.
  pose proof (same_length _ _ _ demand_stands) as Lm. rewrite below_length in Lm.
  assert (Lfs : List.length fs = n) by (unfold fs; rewrite flags_length; exact Ln).
  assert (DB : NoDup B) by apply keep_distinct, below_distinct.
  assert (Num : Forall2 (fun z i => z = Z.of_nat i) (keep true fs (numbered 0 (zcols p))) B).
  { apply keep_all. rewrite <- Ln. apply numbered_is. }
  assert (Rows : Forall2 (fun z i => z = Z.of_nat i) (numbered 0 (zdemand p)) (below m)) by (rewrite <- Lm;
    apply numbered_is).
  apply Settings.all2_eqb in Sup. pose proof (support_numbers _ _ _ Sup Num) as Names.
  assert (LB : List.length (basis a) = List.length B) by (rewrite Names, map_length; reflexivity).
  rewrite !Z.eqb_eq, !size_length in *. apply Nat2Z.inj in Lb, Lp, Lx, Lw, Lu, Lv.
  assert (Bm : List.length B = m) by congruence.
  destruct (cut_rows_shape _ _ _ _ R) as [L1 F1]. rewrite Lm in F1. rewrite LB in *.
  pose proof (stand_at B (below m) rows DB (below_distinct m) L1) as SM.
  rewrite below_length in SM. specialize (SM F1).
  set (M := fun i => at_index (below m) (at_index B rows [] i) 0) in SM.
  pose proof (stands_at B ws DB ltac:(congruence)) as Sw. set (w := at_index B ws 0) in Sw.
  assert (Su : stands us (below m) (number_of us)) by (rewrite <- Lm, <- Lu; apply nth_stands).
  assert (Sv : stands vs (below m) (number_of vs)) by (rewrite <- Lm, <- Lv; apply nth_stands).
  set (u := number_of us) in Su. set (v := number_of vs) in Sv.
  assert (Lbounds : List.length (combine (zlower p) (zupper p)) = List.length fs).
  { rewrite combine_length, (same_length _ _ _ lower_are), (same_length _ _ _ upper_are), below_length. lia. }
  assert (Lplaces : List.length (places a) = List.length fs) by congruence.
  set (whole := whole_point fs (places a) (combine (zlower p) (zupper p)) xs) in Fu.
  assert (Lwhole : List.length whole = n) by (unfold whole; rewrite whole_length; congruence).
  apply in_common_is in Fu. pose proof (stands_nth_same _ _ _ Lwhole Fu) as Sx. set (x := number_of whole) in Sx.
  assert (Bounds : Forall2 (fun o j => fst o = low j /\ snd o = high j) (combine (zlower p) (zupper p)) (below n)).
  { exact (combine_all (fun o j => o = low j) (fun o j => o = high j) _ _ _ lower_are upper_are). }
  assert (Flags : Forall2 (fun t j => t = nth j fs false) fs (below n)) by (rewrite <- Lfs; apply list_nth).
  assert (Places : Forall2 (fun s j => s = nth j (places a) zero) (places a) (below n))
    by (rewrite <- Ln, <- Lp; apply list_nth).
  assert (On : forall j, (j < n)%nat -> (In j B <-> nth j fs false = true)) by (intros j Hj; apply keep_below;
    assumption).
  assert (Fits : forall j, In j (below n) -> place_fits (nth j fs false) (nth j (places a) zero) (low j) (high j) =
    true).
  { apply (all_true _ _ _) with (2 := Pl).
    apply (map2_all _ (fun s j => fst s = nth j fs false /\ snd s = nth j (places a) zero)
      (fun o j => fst o = low j /\ snd o = high j) _ _ _ _
      (combine_all (fun t j => t = nth j fs false) (fun s j => s = nth j (places a) zero) _ _ _ Flags Places) Bounds).
    intros s o j _ [E1 E2] [E3 E4] T. rewrite E1, E2, E3, E4 in T. exact T. }
  assert (Off : forall j, (j < n)%nat -> ~ In j B ->
    x j = value_or (if (nth j (places a) zero =? "U")%char then high j else low j)).
  { intros j Hj Nj. unfold x, number_of, whole.
    assert (Fj : nth j fs false = false) by (destruct (nth j fs false) eqn:E0; [exfalso; apply Nj, On;
      assumption|reflexivity]).
    rewrite (whole_off fs (places a) (combine (zlower p) (zupper p)) xs j (None, None)) by (assumption ||
      (rewrite Lfs; exact Hj)).
    assert (Bj : fst (nth j (combine (zlower p) (zupper p)) (None, None)) = low j /\
      snd (nth j (combine (zlower p) (zupper p)) (None, None)) = high j).
    { pose proof (list_nth (None, None) (combine (zlower p) (zupper p))) as Nt. rewrite Lbounds, Lfs in Nt.
      destruct (all_at _ _ _ (both _ _ _ _ Bounds Nt) j (proj2 (in_below n j) Hj)) as [o [_ [[E1 E2] E3]]].
      rewrite <- E3. split; assumption. }
    destruct Bj as [-> ->]. reflexivity. }
  assert (KB : forall l h, stands l (below n) h -> stands (keep true fs l) B h) by (intros l h; apply keep_all).
  assert (Chosen : stand (keep true fs (zcols p)) B (below m) (fun i k => A k i)) by (apply keep_all, cols_stand).
  assert (ChosenE : stand (keep true fs (col_radii p)) B (below m) (fun i k => E k i)) by (apply keep_all, radii_stand).
  assert (Nothing : stands (zeros (zdemand p)) (below m) (fun _ => 0%F)) by exact (zeros_stand _ _ _ demand_stands).
  assert (ZB : stands (zeros ws) B (fun _ => 0%F)) by exact (zeros_stand _ _ _ Sw).
  assert (ByRow : stand (transposed (zdemand p) rows) (below m) B (fun k i => M i k)).
  { apply transposed_stand; [rewrite below_length; exact Lm|exact SM]. }
  set (by_row := transposed (zdemand p) rows) in *.
  set (images := map (fun col => combined col by_row (zeros ws)) (zcols p)) in *.
  assert (Images : Forall2 (fun im j => stands im B (in_basis m A M j)) images (below n)).
  { apply (map_all _ _ _ _ _ cols_stand). intros col j _ Hc. apply (combined_zeros col by_row (below m) B (fun k i =>
    M i k) (fun k => A k j)); assumption. }
  clearbody by_row images.
  set (missed := map2 qsub _ _) in H2.
  assert (Missed : stands missed (below m) (primal_defect n A b x)).
  { apply stands_sub; [exact demand_stands|].
    apply (combined_zeros _ _ _ _ (fun j a => A a j)); [exact Sx|exact cols_stand|exact Nothing]. }
  set (slack := combined ws _ _) in H2.
  assert (Slack : stands slack (below m) (fun k => (row_radius n E f x k + over B (fun l => E k l * w l))%F)).
  { apply (combined_is _ _ _ _ (fun l k => E k l)); [exact Sw|exact ChosenE|].
    apply (combined_is _ _ _ _ (fun l k => E k l) (fun l => fabs (x l))); [apply stands_abs, Sx|exact radii_stand|].
    exact demand_radii_stand. }
  set (loose := combined ws _ (zeros ws)) in H2.
  assert (Loose : stands loose B (fun i => over B (fun l => (fabs (unit_entry i l - over (below m) (fun k => M i k * A
    k l)) * w l)%F))).
  { apply (combined_zeros _ _ _ _ (fun l i => fabs (unit_entry i l - over (below m) (fun k => M i k * A k l))%F));
    [exact Sw| |exact ZB].
    apply (map2_all _ (fun im j => stands im B (in_basis m A M j)) (fun z i => z = Z.of_nat i) _ _ _ _ (keep_all _ _ _
      _ _ Images) Num).
    intros im z l _ Him ->. apply (stands_abs _ _ (fun i => (unit_entry i l - in_basis m A M l i)%F)).
    apply (stands_sub _ _ _ (fun i => unit_entry i l)); [|exact Him].
    eapply stands_function; [|apply (unit_row_stands _ _ l Num)]. intros i _. unfold unit_entry. rewrite Nat.eqb_sym.
      reflexivity. }
  set (costs := map2 (fun col q => qsub q (qdot col us)) (zcols p) (zprice p)) in *.
  assert (Costs : stands costs (below n) (reduced_cost m A c u)).
  { apply (map2_all _ _ (fun q j => q == c j) _ _ _ _ cols_stand price_stands). intros col q j _ Hc Hq.
    rewrite qsub_is, Hq, (qdot_is _ _ _ _ _ Hc Su). reflexivity. }
  set (offs := map2 (fun e q => qadd q (qdot e _)) (col_radii p) (price_radii p)) in *.
  assert (Offs : stands offs (below n) (off_of m E g u v)).
  { apply (map2_all _ _ (fun q j => q == g j) _ _ _ _ radii_stand price_radii_stand). intros col q j _ Hc Hq.
    rewrite qadd_is, Hq, (qdot_is _ _ _ _ (fun k => (fabs (u k) + v k)%F) Hc).
    - change (g j + over (below m) (fun k => E k j * (fabs (u k) + v k)) == off_of m E g u v j)%F. apply reach_split.
    - apply (stands_map2 qadd (fun a b => (a + b)%F)); [|apply stands_abs, Su|exact Sv].
      intros q1 q2 q3 q4 E1 E2. rewrite qadd_is, E1, E2. reflexivity. }
  pose proof (KB _ _ Costs) as CostsB. pose proof (KB _ _ Offs) as OffsB.
  clearbody missed slack loose costs offs M w u v x.
  exists B, x, u, w, v, M. cbn zeta. split; [exact Names|]. split; [congruence|].
  assert (Dec : forall j, (j < n)%nat -> (if in_dec Nat.eq_dec j B then true else false) = nth j fs false).
  { intros j Hj. destruct (in_dec Nat.eq_dec j B) as [I|I]; [symmetry; apply On; assumption|].
    destruct (nth j fs false) eqn:E0; [exfalso; apply I, On; assumption|reflexivity]. }
  split; [|split; [|split; [|split; [|split]]]].
  - intros j Hj. rewrite (Dec j Hj). apply place_fits_suits, Fits, in_below, Hj.
  - split; [exact DB|]. split; [exact Bm|]. split; [|split].
    + intros i Hi. split; [apply in_below, (keep_in _ _ _ _ Hi)|]. destruct (all_at _ _ _ Sw i Hi) as [q [Hq Eq]].
      rewrite forallb_forall in Pw. specialize (Pw q Hq). apply qlt_iff in Pw. rewrite Eq in Pw. exact Pw.
    + intros k Hk. destruct (all_at _ _ _ Sv k (proj2 (in_below m k) Hk)) as [q [Hq Eq]].
      rewrite forallb_forall in Pv. specialize (Pv q Hq). apply qlt_iff in Pv. rewrite Eq in Pv. exact Pv.
    + intros j Hj Nj. pose proof (Off j Hj Nj) as Xj. pose proof (Fits j (proj2 (in_below n j) Hj)) as Fj.
      rewrite <- (Dec j Hj) in Fj. destruct (in_dec Nat.eq_dec j B) as [I|_]; [contradiction|].
        pose proof (in_order j Hj) as Or.
      unfold placed. unfold place_fits in Fj. unfold bounds_ordered in Or.
      destruct (low j) as [l|], (high j) as [h|]; try discriminate.
      * destruct (Qeq_bool l h) eqn:Lh.
        { apply Ascii.eqb_eq in Fj. rewrite Fj in *. cbn in Xj |- *. apply Qeq_bool_iff in Lh. rewrite Xj. split;
          [reflexivity|].
          symmetry. exact Lh. }
        apply orb_true_iff in Fj. rewrite !Ascii.eqb_eq in Fj. destruct Fj as [Fj|Fj]; rewrite Fj in *;
          cbn in Xj |- *; rewrite Xj;
          split; try reflexivity; exact Or.
      * apply Ascii.eqb_eq in Fj. rewrite Fj in *. cbn in Xj |- *. rewrite Xj. split; [reflexivity|exact I].
      * apply Ascii.eqb_eq in Fj. rewrite Fj in *. cbn in Xj |- *. rewrite Xj. split; [reflexivity|exact I].
  - unfold T2_2.
    apply (all_true (fun i => (primal_side m n A b E f B x w M i < w i)%F) _ _) with (2 := H2).
    apply (map2_all _ (fun row i => stands row (below m) (M i))
      (fun t i => fst t == w i /\ snd t == over B (fun l => (fabs (unit_entry i l - over (below m) (fun k => M i k * A
        k l)) * w l)%F))
      _ _ _ _ SM).
    { exact (combine_all (fun q i => q == w i) (fun q i => q == over B _) _ _ _ Sw Loose). }
    intros row [q lo] i Hi Hr [E1 E2] T. cbn [fst snd] in *. apply qlt_iff in T. rewrite E1 in T.
    change (primal_side m n A b E f B x w M i < w i). eapply Qle_lt_trans; [|exact T]. apply Qle_lteq. right.
    etransitivity; [exact (primal_regrouped m n A E b f B x w M i)|]. symmetry. apply sum_of_3; [| |exact E2].
    + apply q_abs_same. exact (qdot_is _ _ _ _ _ Hr Missed).
    + exact (qabs_dot_is _ _ _ _ _ Hr Slack).
  - unfold T2_3. apply (all_true (fun i => above (low i) (x i - w i)%F /\ under (high i) (x i + w i)%F) _ _) with (2
    := H3).
    apply (map2_all _ (fun o j => fst o = low j /\ snd o = high j) (fun t j => fst t == x j /\ snd t == w j) _ _ _ _
      (keep_all _ _ _ _ _ Bounds)
      (combine_all (fun q j => q == x j) (fun q j => q == w j) _ _ _ (KB _ _ Sx) Sw)).
    intros o [q r] i Hi [El Eh] [E1 E2] T. rewrite El, Eh in T. cbn [fst snd] in *. unfold strictly_inside in T.
    cbn [fst snd] in T.
    apply andb_true_iff in T. destruct T as [T1 T2]. unfold above, under. split.
    + destruct (low i) as [lo|]; [|exact I]. apply qlt_iff in T1. rewrite qsub_is, E1, E2 in T1. exact T1.
    + destruct (high i) as [hi|]; [|exact I]. apply qlt_iff in T2. rewrite qadd_is, E1, E2 in T2. exact T2.
  - unfold T2_4.
    assert (G : forall k, In k (below m) -> (dual_side m A c E g B u v M k < v k)%F);
      [|intros k Hk; apply G, in_below, Hk].
    apply (all_true _ _ _) with (2 := H4).
    apply (map2_all _ (fun col k => stands col B (fun i => M i k)) (fun t k => fst t == v k /\ snd t = Z.of_nat k) _ _
      _ _ ByRow
      (combine_all (fun q k => q == v k) (fun z k => z = Z.of_nat k) _ _ _ Sv Rows)).
    intros col [q z] k Hk Hc [E1 E2] T. cbn [fst snd] in *. subst z. apply qlt_iff in T. rewrite E1 in T.
    change (dual_side m A c E g B u v M k < v k). eapply Qle_lt_trans; [|exact T]. apply Qle_lteq. right.
    etransitivity; [exact (dual_regrouped m A E c g B u v M k)|]. symmetry. apply sum_of_3.
    + apply q_abs_same. exact (qdot_is _ _ _ _ _ Hc CostsB).
    + exact (qabs_dot_is _ _ _ _ _ Hc OffsB).
    + apply (qabs_dot_is _ _ _ (fun i => (unit_entry k i - over B (fun l => A i l * M l k))%F) _); [|exact Sv].
      apply stands_sub; [apply unit_row_stands, Rows|].
      apply (combined_zeros _ _ _ _ (fun i k => A k i)); [exact Hc|exact Chosen|exact Nothing].
  - unfold T2_5.
    assert (G : forall j, In j (below n) -> match placed (nth j (places a) zero) with
      | AtLower => (cost_side m A E g B u v M j < estimate m A c B u M j)%F
      | AtUpper => (cost_side m A E g B u v M j < - estimate m A c B u M j)%F
      | Fixed => True end); [|intros j Hj _; apply G, in_below, Hj].
    apply (all_true _ _ _) with (2 := H5).
    apply (map2_all _ (fun s j => s = nth j (places a) zero)
      (fun t j => (stands (fst (fst t)) (below m) (fun k => A k j) /\ stands (snd (fst t)) B (in_basis m A M j)) /\
        (fst (snd t) == reduced_cost m A c u j /\ snd (snd t) == off_of m E g u v j)) _ _ _ _ Places).
    { apply (combine_all (fun t j => stands (fst t) (below m) (fun k => A k j) /\ stands (snd t) B (in_basis m A M j))
        (fun t j => fst t == reduced_cost m A c u j /\ snd t == off_of m E g u v j)).
      - exact (combine_all (fun col j => stands col (below m) (fun k => A k j)) (fun im j => stands im B (in_basis m A
        M j)) _ _ _
          cols_stand Images).
      - exact (combine_all (fun q j => q == reduced_cost m A c u j) (fun q j => q == off_of m E g u v j) _ _ _ Costs
        Offs). }
    intros s [[col im] [q r]] j Hj -> [[Hc Hi] [E1 E2]] T. cbn [fst snd] in *.
    assert (Cost : qsum [r; qabs_dot im (keep true fs offs);
      qabs_dot (map2 qsub col (combined im (keep true fs (zcols p)) (zeros (zdemand p)))) vs] == cost_side m A E g B u
        v M j).
    { etransitivity; [|symmetry; exact (cost_regrouped m A E g B u v M j)]. apply sum_of_3; [exact E2| |].
      - exact (qabs_dot_is _ _ _ _ _ Hi OffsB).
      - apply (qabs_dot_is _ _ _ (rest m A B M j) _); [|exact Sv]. apply stands_sub; [exact Hc|].
        apply (combined_zeros _ _ _ _ (fun i k => A k i)); [exact Hi|exact Chosen|exact Nothing]. }
    assert (Est : qsub q (qdot im (keep true fs costs)) == estimate m A c B u M j).
    { rewrite qsub_is, E1, (qdot_is _ _ _ _ _ Hi CostsB). reflexivity. }
    unfold placed. destruct (nth j (places a) zero =? "L")%char; [|destruct (nth j (places a) zero =? "U")%char;
      [|exact I]];
      cbn [orb] in T; apply qlt_iff in T; rewrite Cost, Est in T; exact T.
Qed.
End Based.
