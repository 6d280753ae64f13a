(** * Certificates of T3 for linear programs: what is accepted is true *)

From Coq Require Import ZArith QArith Qabs List Lia Setoid Bool Ascii String PeanoNat.
From Barriers Require Import OrderedFields LinearSystems Programs TrustProgram TrustRational.
From Barriers Require Import Json Sha256 Numerals NetworkChecker Intervals Blocks ListSums.
From Barriers Require Import RegressionCertificates RegressionChecker ProgramCertificates ProgramSides ProgramChecker.
From Barriers Require Import PairCertificates PairChecker.
Import ListNotations.
Open Scope Q_scope.
Local Notation below := LinearSystems.below.

Lemma radius_nonneg n t q : tolerance_fits n t -> 0 <= radius_of t q.
Proof.
  intros (R & A & _). unfold radius_of. destruct (Qeq_bool q 0); [apply Qle_refl|].
  apply Qle_trans with (0 + 0); [apply Qle_refl|]. apply Qplus_le_compat; [|exact A].
  apply Qmult_le_0_compat; [exact R|apply Qabs_nonneg].
Qed.
Lemma radius_at_nonneg n t e q : tolerance_fits n t -> 0 <= radius_at t e q.
Proof. intros T. unfold radius_at. destruct e; [apply Qle_refl|apply (radius_nonneg n), T]. Qed.
Lemma radius_at_same t e q q' : q == q' -> radius_at t e q == radius_at t e q'.
Proof. apply radius_in_same. Qed.

Lemma dense_close {A} (shape : list A) radius : (forall q, 0 <= radius q) -> forall rows l' l k,
  Forall2 (close radius) l' l ->
  Forall2 (close radius) (dense rows l' k shape) (dense rows l k shape).
Proof.
  intros R. assert (Z : close radius 0 0) by (unfold close; apply R). induction shape as [|a shape IH];
    intros rows l' l k H;
    [apply Forall2_nil|]. simpl. destruct rows as [|i rows].
  - destruct H; (apply Forall2_cons; [exact Z|apply IH, Forall2_nil]).
  - destruct H as [|q' q l' l C H]; [apply Forall2_cons; [exact Z|apply IH, Forall2_nil]|].
    destruct (i =? k)%Z; apply Forall2_cons; try assumption; apply IH; [exact H|apply Forall2_cons; assumption].
Qed.

Lemma map2_same {A B} (h : A -> list Q -> B) (P : B -> B -> Prop) l : (forall a v v', In a l -> Forall2 Qeq v v' ->
  P (h a v) (h a v')) ->
  forall k k', Forall2 (fun v v' => Forall2 Qeq v v') k k' -> Forall2 P (map2 h l k) (map2 h l k').
Proof.
  intros H k k' F. revert l H. induction F as [|v v' k k' E _ IH]; intros [|a l] H; try apply Forall2_nil. simpl.
    apply Forall2_cons.
  - apply H; [left; reflexivity|exact E].
  - apply IH. intros b w w' Hb. apply H. right. exact Hb.
Qed.

Section Moved.
Variables (p : program) (t : tolerance) (mv : move).
Let m := program_height p.
Let n := program_width p.
Hypothesis fit : program_fits p.
Hypothesis tolerable : tolerance_fits n t.
Hypothesis moves : check_program_move p mv = true.
Let es := exact_flags t p.
Let none : list Z * block := ([], ([], 1%positive)).
Let values := map (fun col => entries (snd col)) (sparse p).

Lemma es_length : List.length es = n.
Proof. apply flags_length. Qed.
Lemma values_length : List.length values = n.
Proof. apply map_length. Qed.

Lemma moves_sound : 0 <= step mv <= 1 /\ List.length (column_ways mv) = n /\
  (forall j, (j < n)%nat -> let ways := nth j (column_ways mv) [] in
    (ways = [] \/ List.length ways = List.length (fst (snd (nth j (sparse p) none)))) /\ Forall is_way ways) /\
  ((right_ways mv = [] \/ List.length (right_ways mv) = m) /\ Forall is_way (right_ways mv)) /\
  ((cost_ways mv = [] \/ List.length (cost_ways mv) = n) /\ Forall is_way (cost_ways mv)).
Proof.
  unfold check_program_move in moves. rewrite !andb_true_iff, !size_length, Z.eqb_eq in moves.
  destruct moves as [[[[H1 H2] H3] H4] H5]. apply Nat2Z.inj in H2. split; [apply step_fits_sound, H1|]. split;
    [exact H2|].
  split; [|split; [apply ways_fit_sound, H4|apply ways_fit_sound, H5]]. intros j Hj. cbn zeta.
  rewrite forallb_forall in H3.
  specialize (H3 (nth j (map2 (fun col ways => ways_fit (size (fst (snd col))) ways) (sparse p) (column_ways mv))
    true)).
  rewrite (nth_map2 _ _ _ none []) in H3 by (exact H2 || exact Hj). rewrite size_length in H3. apply ways_fit_sound, H3.
  rewrite <- size_length. rewrite <- (nth_map2 (fun col ways => ways_fit (size (fst (snd col))) ways) (sparse p)
    (column_ways mv) none [] true)
    by (exact H2 || exact Hj).
  apply nth_In. rewrite map2_length; [exact Hj|exact H2].
Qed.

Lemma shifted_values_length l : List.length l = n -> List.length (shifted_values t es mv l) = n.
Proof.
  intros L. destruct moves_sound as (_ & Lw & _). unfold shifted_values. rewrite map2_length; [exact L|].
  rewrite combine_length, es_length, Lw, Nat.min_id. symmetry. exact L.
Qed.
Lemma moved_entries_length : List.length (moved_entries p t mv) = n.
Proof. unfold moved_entries, densely. fold es values. rewrite map2_length; [reflexivity|].
  apply shifted_values_length, values_length. Qed.

Lemma moved_entry j : (j < n)%nat -> nth j (moved_entries p t mv) [] =
  dense (fst (nth j (sparse p) none)) (shifted (step mv) (radius_at t (nth j es false)) (entries (snd (nth j (sparse
    p) none)))
    (nth j (column_ways mv) [])) 0 (fst (demand p)).
Proof.
  intros Hj. destruct moves_sound as (_ & Lw & _). unfold moved_entries, densely. fold es values.
  rewrite (nth_map2 _ _ _ none []); [|apply shifted_values_length, values_length|exact Hj]. f_equal.
  unfold shifted_values. rewrite (nth_map2 _ _ _ [] (false, [])).
  - rewrite nth_combine by (rewrite es_length; exact Lw). cbn [fst snd]. unfold values.
    change ([] : list Q) with (entries (snd none)) at 1. rewrite map_nth with (f := fun col => entries (snd col)).
      reflexivity.
  - rewrite combine_length, es_length, Lw, Nat.min_id, values_length. reflexivity.
  - rewrite values_length. exact Hj.
Qed.
Lemma program_entry j : (j < n)%nat -> nth j (program_entries p) [] =
  dense (fst (nth j (sparse p) none)) (entries (snd (nth j (sparse p) none))) 0 (fst (demand p)).
Proof.
  intros Hj. unfold program_entries. set (f := fun col => dense (fst col) (entries (snd col)) 0 (fst (demand p))).
  rewrite (nth_indep _ [] (f none)) by (rewrite map_length; exact Hj). apply map_nth.
Qed.
Lemma radii_entry j a : (j < n)%nat -> (a < m)%nat -> nth a (nth j (column_radii_of t p) []) 0 =
  radius_at t (nth j es false) (nth a (nth j (program_entries p) []) 0).
Proof.
  intros Hj Ha. unfold column_radii_of. fold es.
  rewrite (nth_map2 _ _ _ false []); [|unfold program_entries; rewrite map_length, es_length;
    reflexivity|rewrite es_length; exact Hj].
  set (f := fun q => if nth j es false then 0 else radius_of t q).
  rewrite (nth_indep _ 0 (f 0)); [apply (map_nth f)|]. rewrite map_length, (program_entry j Hj), dense_length. exact Ha.
Qed.

Lemma moved_entries_all : Forall (fun col => List.length col = m) (moved_entries p t mv).
Proof.
  apply Forall_forall. intros col Hc. destruct (In_nth _ _ [] Hc) as [j [Hj <-]]. rewrite moved_entries_length in Hj.
  rewrite (moved_entry j Hj). apply dense_length.
Qed.
Lemma moved_price_length : List.length (moved_price p t mv) = n.
Proof.
  destruct moves_sound as (_ & _ & _ & _ & [Lc _]). destruct fit as (_ & _ & _ & Lp & _).
  assert (Le : List.length (entries (price p)) = n) by (rewrite entries_length; exact Lp).
  unfold moved_price, shifted_cost. rewrite map2_length; [exact Le|].
  rewrite combine_length. fold es. rewrite es_length, ways_for_length, Le, Nat.min_id; [reflexivity|]. rewrite Le.
    exact Lc.
Qed.

Lemma moved_tolerated {K : ordered_field} : within_tolerance (K := K) p t (matrix_in (moved_entries p t mv))
  (vector_in (moved_demand p t mv)) (vector_in (moved_price p t mv)).
Proof.
  destruct moves_sound as (S & Lw & Fw & [Lr Wr] & [Lc Wc]). destruct fit as (_ & _ & Fc & Lp & _).
  unfold within_tolerance, TrustProgram.in_box, matrix_in, vector_in. fold m n. split; [|split].
  - intros a j Ha Hj. apply near_in_field. rewrite (radii_entry j a Hj Ha). destruct (Fw j Hj) as [L W].
    rewrite (moved_entry j Hj), (program_entry j Hj). apply (close_nth (radius_at t (nth j es false))).
    2: { intros q. apply (radius_at_nonneg n), tolerable. }
    apply dense_close; [intros q; apply (radius_at_nonneg n), tolerable|].
    apply shifted_close; [exact S|rewrite entries_length; exact L|exact W|intros q; apply (radius_at_nonneg n),
      tolerable].
  - intros a Ha. apply near_in_field. unfold demand_radii_of.
    rewrite (nth_indep (map (radius_of t) (entries (demand p))) 0 (radius_of t 0)) by (rewrite map_length,
      entries_length; exact Ha).
    rewrite map_nth. apply (close_nth (radius_of t)); [|intros q; apply (radius_nonneg n), tolerable].
    apply shifted_close; [exact S|rewrite entries_length; exact Lr|exact Wr|intros q; apply (radius_nonneg n),
      tolerable].
  - intros j Hj. apply near_in_field.
    assert (Le : List.length (entries (price p)) = n) by (rewrite entries_length; exact Lp).
    assert (Lf : List.length (ways_for (entries (price p)) (cost_ways mv)) = n)
      by (rewrite ways_for_length; [exact Le|rewrite Le; exact Lc]).
    unfold moved_price, shifted_cost, price_radii_of. fold es.
    rewrite (nth_map2 _ (entries (price p)) _ 0 (false, 0%Z));
      [|rewrite combine_length, es_length, Lf, Nat.min_id; symmetry; exact Le|rewrite Le; exact Hj].
    rewrite nth_combine by (rewrite es_length; exact Lf). cbn [fst snd].
    rewrite (nth_map2 _ es _ false 0); [|rewrite es_length; exact Le|rewrite es_length; exact Hj].
    apply (move_close (step mv) (radius_at t (nth j es false))); [exact S| |apply (radius_at_nonneg n), tolerable].
    pose proof (ways_for_ways (entries (price p)) _ Wc) as F. rewrite Forall_forall in F. apply F, nth_In. rewrite Lf.
      exact Hj.
Qed.

Lemma shifted_values_same : forall k k', Forall2 (fun v v' => Forall2 Qeq v v') k k' ->
  Forall2 (fun v v' => Forall2 Qeq v v') (shifted_values t es mv k) (shifted_values t es mv k').
Proof.
  intros k k' F. unfold shifted_values. generalize (combine es (column_ways mv)).
  induction F as [|v v' k k' E _ IH]; intros [|[e w] l]; try apply Forall2_nil. simpl. apply Forall2_cons; [|apply IH].
  apply shifted_same; [intros; apply radius_at_same; assumption|exact E].
Qed.

(** What is accepted of the moved program. *)
Lemma moved_program_answered {K : ordered_field} z a : moved_zprogram p t mv = Some z -> check_basis z a = true ->
  answered_program (K := K) p t mv a.
Proof.
  intros Z Ch. unfold moved_zprogram in Z. unbind Z l E. destruct l as [|b [|c vs]]; try discriminate.
    injection Z as <-.
  match type of Ch with check_basis ?z _ = _ => set (z0 := z) in Ch end. apply together_is in E.
    inversion E as [|? ? ? ? Eb E']. subst. inversion E' as [|? ? ? ? Ec Es]. subst. clear E E'.
  destruct fit as (M1 & N1 & Fc & Lp & Lu & Ll & Or). fold n in Ll, Lu, Lp.
  assert (Dense : Forall2 (fun col col' => Forall2 Qeq col col') (densely p (shifted_values t es mv vs))
    (moved_entries p t mv)).
  { unfold moved_entries, densely. fold es values.
    apply (map2_same (fun col v => dense (fst col) v 0 (fst (demand p)))); [intros col v v' _; apply dense_same|].
    apply shifted_values_same. unfold values. clear - Es. remember (map snd (sparse p)) as bs eqn:Eb0. revert vs Es.
    generalize (sparse p) as sp, bs, Eb0. induction sp as [|col sp IH]; intros bs' E0 vs Es; subst bs'; simpl in Es;
      inversion Es; subst;
      [apply Forall2_nil|]. simpl. apply Forall2_cons; [assumption|]. eapply IH; [reflexivity|assumption]. }
  assert (J1 : Forall2 (fun col j => stands col (below m) (fun a => entry_of (moved_entries p t mv) a j))
    (densely p (shifted_values t es mv vs)) (below n)).
  { exact (columns_stand _ _ m n moved_entries_length moved_entries_all Dense). }
  assert (J2 : Forall2 (fun col j => stands col (below m) (fun a => (fun _ _ : nat => 0) a j))
    (map zeros (densely p (shifted_values t es mv vs))) (below n)).
  { apply (map_all _ _ _ _ _ J1). intros col j _ Hc. exact (zeros_stand _ _ _ Hc). }
  assert (J3 : stands (shifted (step mv) (radius_of t) b (right_ways mv)) (below m) (number_of (moved_demand p t mv))).
  { destruct moves_sound as (_ & _ & _ & [Lr _] & _). apply stands_nth_same.
    - unfold moved_demand. rewrite shifted_length; rewrite entries_length; [reflexivity|exact Lr].
    - apply shifted_same; [intros; apply radius_same; assumption|exact Eb]. }
  assert (J4 : stands (shifted_cost t es mv c) (below n) (number_of (moved_price p t mv))).
  { apply stands_nth_same; [exact moved_price_length|]. unfold moved_price, shifted_cost. fold es.
    rewrite (ways_for_same c (entries (price p)) _ (same_length _ _ _ Ec)). generalize (combine es (ways_for (entries
      (price p)) (cost_ways mv))).
    clear - Ec. induction Ec as [|q q' c l E _ IH]; intros [|[e w] k]; try apply Forall2_nil. simpl.
      apply Forall2_cons; [|apply IH].
    apply Qplus_comp; [exact E|]. apply Qmult_comp; [apply Qeq_refl|]. apply Qmult_comp;
      [apply Qeq_refl|apply radius_at_same, E]. }
  assert (J5 : stands (zeros b) (below m) (fun _ => 0)).
  { apply (zeros_stand _ _ (number_of (entries (demand p)))), stands_nth_same; [apply entries_length|exact Eb]. }
  assert (J6 : stands (zeros c) (below n) (fun _ => 0)).
  { apply (zeros_stand _ _ (number_of (entries (price p)))), stands_nth_same; [rewrite entries_length;
    exact Lp|exact Ec]. }
  assert (J7 : Forall2 (fun o j => o = bound_of (lower p) j) (lower p) (below n)) by (unfold bound_of; rewrite <- Ll;
    apply list_nth).
  assert (J8 : Forall2 (fun o j => o = bound_of (upper p) j) (upper p) (below n)) by (unfold bound_of; rewrite <- Lu;
    apply list_nth).
  pose proof (check_basis_sound m n _ _ _ (fun _ _ => 0) _ _ (fun _ => 0) (fun _ => 0) z0 J1 J2 J3 J4 J5 J6 J7 J8
    (fun j _ => nth_ordered _ _ Or j) a Ch) as C.
  split; [exact moved_tolerated|]. split; [eapply basis_stated; exact C|].
  apply (certified_optimal _ _ _ _ _ _ _ _ _ _ _ _ C).
  unfold TrustProgram.in_box, into, into2, matrix_in, vector_in, number_of, entry_of.
  split; [|split]; intros; apply same_in_field.
Qed.
End Moved.

Theorem check_program_pair_sound : forall (K : ordered_field) c, check_program_pair c = true ->
  program_pair_holds (K := K) c.
Proof.
  intros K c. unfold check_program_pair. rewrite !andb_true_iff. intros [[[[H1 H2] H3] H4] H5].
  destruct (check_program_sound _ _ _ _ _ H1) as (Name & Rows & Cols & Fit). rewrite Cols in H2.
  apply check_tolerance_sound in H2. unfold check_moved in H3, H4.
  apply andb_true_iff in H3, H4. destruct H3 as [V1 C1], H4 as [V2 C2].
  destruct (moved_zprogram _ _ (move_one c)) as [z1|] eqn:Z1; [|discriminate].
  destruct (moved_zprogram _ _ (move_two c)) as [z2|] eqn:Z2; [|discriminate].
  pose proof (moved_program_answered (K := K) _ _ _ Fit H2 V1 _ _ Z1 C1) as A1.
  pose proof (moved_program_answered (K := K) _ _ _ Fit H2 V2 _ _ Z2 C2) as A2.
  unfold program_pair_holds. repeat (split; [assumption|]). apply negb_true_iff in H5.
  destruct A1 as (_ & (_ & _ & _ & L1 & _) & _), A2 as (_ & (_ & _ & _ & L2 & _) & _).
  destruct (differ_somewhere Ascii.eqb zero (fun a b => proj2 (Ascii.eqb_eq a b)) (places (basic_one c)) (places
    (basic_two c)))
    as [j [Hj N]]; [congruence|exact H5|]. exists j. split; [congruence|exact N].
Qed.
