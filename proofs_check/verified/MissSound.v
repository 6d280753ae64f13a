(** * What the checker of misses accepts holds *)

From Coq Require Import ZArith QArith Qabs List Lia Bool String.
From Barriers Require Import Json Sha256 Numerals NetworkChecker Intervals WitnessCertificates WitnessChecker.
From Barriers Require Import OrderedFields Archimedean Networks.
From Barriers Require Import Duality MinimiserCertificates MinimiserChecker SeparationChecker Elimination OnlyMinimisers.
From Barriers Require Import MissChecker.
Import ListNotations.
Open Scope Q_scope.

Lemma is_double_sound q : is_double q = true -> double q.
Proof.
  unfold is_double. cbv zeta. rewrite !andb_true_iff, !Z.leb_le, !Z.eqb_eq, Z.ltb_lt.
  intros [[[[[[H1 H2] H3] H4] H5] H6] H7]. eexists _, _, _. split; [exact H1|]. split; [exact H2|].
  split; [split; [exact H3|exact H4]|]. split; [exact H5|]. split; [exact H6|exact H7].
Qed.

Section Sound.
Context {K : ordered_field}.
Open Scope field_scope.
Local Notation "0" := (@fzero K) : field_scope.
Local Notation "1" := (@fone K) : field_scope.
Local Notation vector := (vector K).
Local Notation q0 := (0%Q) (only parsing).
Add Field K_f : (K_field K) (morphism (of_Q_morph K), constants [f_cst], setoid (K_setoid K) (K_ext K)).
Notation emb := (in_field (K := K)).

(** ** Products *)

Lemma dot_q_is u v q : dot_q u v = Some q -> of_Q q == dot (emb u) (emb v).
Proof.
  intros H. apply (total_sum (K := K)) in H. rewrite H. clear H. revert v.
  induction u as [|a u IH]; intros [|b v]; try reflexivity. cbn [products map dot in_field]. unfold sum_of in *.
  cbn [fold_right]. rewrite q_mul, IH. reflexivity.
Qed.
Lemma dots_are rows v p : dots rows v = Some p -> same (emb p) (product (map emb rows) (emb v)).
Proof.
  intros H. apply every_spec in H. induction H as [|row q rows p E _ IH]; [constructor|].
  constructor; [apply dot_q_is, E|exact IH].
Qed.
Lemma dots_length rows v p : dots rows v = Some p -> List.length p = List.length rows.
Proof. intros H. apply every_spec in H. induction H; simpl; congruence. Qed.
Lemma differences_are v : forall w, same (emb (differences v w)) (difference (emb v) (emb w)).
Proof.
  induction v as [|a v IH]; intros [|b w]; try constructor; [|apply IH]. apply q_sub.
Qed.
Lemma difference_same y : forall v w : vector, same v w -> same (difference y v) (difference y w).
Proof.
  induction y as [|a y IH]; intros v w S; [constructor|]. destruct S as [|b c v w E S]; [constructor|].
  constructor; [rewrite E; reflexivity|apply IH, S].
Qed.
Lemma same_trans (u v w : vector) : same u v -> same v w -> same u w.
Proof.
  intros S. revert w. induction S as [|a b u v E _ IH]; intros w T; [exact T|]. inversion T; subst. constructor;
    [etransitivity; eassumption|apply IH; assumption].
Qed.
Lemma residual_is c z r : residual_q c z = Some r -> same (emb r) (rest_in c z).
Proof.
  unfold residual_q. intros H. unbind H p E. injection H as <-. unfold rest_in, rest.
  eapply same_trans; [apply differences_are|]. apply difference_same, dots_are, E.
Qed.
Lemma same_symmetric (v w : vector) : same v w -> same w v.
Proof. induction 1; constructor; [symmetry; assumption|assumption]. Qed.
Lemma dot_both (u u' v v' : vector) : same u u' -> same v v' -> dot u v == dot u' v'.
Proof. intros S T. rewrite (dot_same u v v' T), !(Duality.dot_sym _ v'), (dot_same v' u u' S). reflexivity. Qed.

Lemma columns_dot n : forall rows u cs (z : vector), Forall (fun row => List.length row = n) rows ->
  List.length u = List.length rows -> dots (columns n rows) u = Some cs -> List.length z = n ->
  dot (emb cs) z == dot (emb u) (product (map emb rows) z).
Proof.
  induction n as [|n IH]; intros rows u cs z F Lu H Lz.
  - destruct z; [|discriminate]. apply dots_length in H. destruct cs; [|discriminate]. simpl. symmetry.
    assert (Z : Forall (fun a => a == 0) (product (map emb rows) [])).
    { apply Forall_map. apply Forall_forall. intros v _. destruct v; reflexivity. }
    apply dot_zero, Z.
  - destruct z as [|b z]; [discriminate|]. unfold dots in H. cbn [columns] in H. apply every_spec in H.
    inversion H as [|col q cols cs' E H']. subst. clear H.
    assert (H : dots (columns n (map (@tl Q) rows)) u = Some cs').
    { unfold dots. clear - H'. unfold every. assert (G : forall l r acc, Forall2 (fun row q => dot_q row u = Some q)
      l r ->
        every_onto (fun row => dot_q row u) l acc = Some (rev acc ++ r)%list); [|apply (G _ _ [] H')].
      intros l r acc F. revert acc. induction F as [|row q l r Eq _ IHF]; intros acc; simpl.
      - unfold rev'. rewrite <- rev_alt, app_nil_r. reflexivity.
      - rewrite Eq, IHF. simpl. rewrite <- app_assoc. reflexivity. }
    apply dot_q_is in E. cbn [in_field map dot]. fold (emb cs').
    assert (Ft : Forall (fun row => List.length row = n) (map (@tl Q) rows)).
    { apply Forall_map. eapply Forall_impl; [|exact F]. intros [|a row] Hr; simpl in *; lia. }
    rewrite (IH (map (@tl Q) rows) u cs' z Ft ltac:(rewrite map_length; exact Lu) H ltac:(simpl in Lz; lia)).
    rewrite E. clear - F Lu. revert u Lu. induction rows as [|row rows IHr]; intros [|w u] Lu; try discriminate;
      [simpl; ring|]. inversion_clear F as [|? ? Fr F']. destruct row as [|a row]; [discriminate|].
    injection Lu as Lu. specialize (IHr F' u Lu). cbn [map hd tl in_field product dot] in *.
    fold (emb row) (emb u) in *.
    fold (in_field (K := K)) in *.
    change (map of_Q (map (hd q0) rows)) with (emb (map (hd q0) rows)) in *. change (map of_Q u) with (emb u) in *.
    change (map of_Q row) with (emb row).
    set (s1 := dot (emb (map (hd q0) rows)) (emb u)) in *. unfold product in *.
    set (s2 := dot (emb u) (map (fun r => dot r z) (map emb (map (@tl Q) rows)))) in *.
    set (s3 := dot (emb u) (map (fun r => dot r (b :: z)) (map emb rows))) in *.
    assert (E : (of_Q a * of_Q w + s1) * b + (of_Q w * dot (emb row) z + s2) ==
      of_Q w * (of_Q a * b + dot (emb row) z) + (s1 * b + s2)) by ring.
    rewrite E, IHr. reflexivity.
Qed.
Lemma columns_length n rows : List.length (columns n rows) = n.
Proof. revert rows. induction n as [|n IH]; intros rows; simpl; [reflexivity|]. rewrite IH. reflexivity. Qed.

(** ** What is left free *)

Lemma Qabs_is q : (of_Q (Qabs q) : K) == fabs (of_Q q).
Proof. apply abs_of_Q. Qed.

Lemma check_free_sound lam x : (0 < lam)%Q -> forall c ms bs, check_free lam x c ms = Some bs ->
  bounded (of_Q lam) (emb c) /\
  Forall2 (fun a b => (0 < a -> b == of_Q lam) /\ (a < 0 -> b == - of_Q lam)) (emb x) (emb c) /\
  left_free (of_Q lam) bs (emb x) (emb c) (emb ms).
Proof.
  intros Hl. induction x as [|a x IH]; intros [|b c] [|m ms] bs H; try discriminate; cbn [check_free] in H.
  - injection H as <-. repeat constructor.
  - destruct (_ && _) eqn:B; [|discriminate]. unbind H bs' E. injection H as <-. rewrite !andb_true_iff in B.
    destruct B as [[[[B1 B2] B3] B4] B5]. destruct (IH _ _ _ E) as (I1 & I2 & I3).
    apply (qle_field (K := K)) in B1, B2. rewrite q_opp in B1. rewrite orb_true_iff in B3, B4, B5.
    rewrite !(qle_field (K := K)) in B3, B4. change (of_Q q0) with 0 in B3, B4.
    assert (Zero : forall q, (of_Q q : K) == 0 -> Qeq_bool q 0 = true).
    { intros q Eq. apply Qeq_bool_iff. apply Qle_antisym; apply Qle_bool_iff, (qle_field (K := K));
        change (of_Q q0) with 0; fra. }
    assert (Small : qlt (Qabs b) lam = true <-> fabs (of_Q b : K) < of_Q lam).
    { rewrite (qlt_field (K := K)), Qabs_is. reflexivity. }
    split; [constructor; [apply abs_le_condition; split; assumption|exact I1]|]. split; constructor; try assumption.
    + split; intros P.
      * destruct B3 as [L|Eq]; [fra|apply (qeq_field (K := K)), Eq].
      * destruct B4 as [L|Eq]; [fra|]. apply (qeq_field (K := K)) in Eq. rewrite Eq, q_opp. reflexivity.
    + intros Bf. apply andb_false_iff in Bf. destruct Bf as [Bf|Bf].
      * left. apply negb_false_iff in Bf. apply Small, Bf.
      * right. intros Eq. rewrite (Zero m Eq) in Bf. discriminate.
    + destruct B5 as [S|Md]; [left; apply Small, S|right]. apply andb_true_iff in Md. destruct Md as [Mx Md].
      apply (qle_field (K := K)) in Md. rewrite q_mul in Md. change (of_Q q0) with 0 in Md. split; [|exact Md].
      intros N. apply orb_true_iff in Mx. destruct Mx as [Mx|Mx]; apply (qeq_field (K := K)) in Mx;
        change (of_Q q0) with 0 in Mx; [contradiction|exact Mx].
Qed.

Lemma check_reduced_sound x : forall d l h bs, check_reduced x d l h = Some bs ->
  reduced bs (emb x) (emb d) (bounds_in l) (bounds_in h) /\ within_bounds (bounds_in l) (bounds_in h) (emb x).
Proof.
  induction x as [|a x IH]; intros [|b d] [|lo l] [|hi h] bs H; try discriminate; cbn [check_reduced] in H.
  - injection H as <-. split; [constructor|split; constructor].
  - destruct (_ && _) eqn:B; [|discriminate]. unbind H bs' E. injection H as <-. rewrite !andb_true_iff in B.
    destruct B as [[[B1 B2] B3] B4]. destruct (IH _ _ _ _ E) as (I1 & I2 & I3).
    rewrite orb_true_iff in B3, B4. rewrite !(qle_field (K := K)) in B3, B4. change (of_Q q0) with 0 in B3, B4.
    split; [cbn [bounds_in in_field map]; constructor; [| | |exact I1]|split; constructor; try assumption].
    + intros P. destruct B3 as [L|Me]; [fra|]. unfold meets in Me. destruct lo as [q|]; [|discriminate].
      exists (of_Q q). split; [reflexivity|apply (qeq_field (K := K)), Me].
    + intros P. destruct B4 as [L|Me]; [fra|]. unfold meets in Me. destruct hi as [q|]; [|discriminate].
      exists (of_Q q). split; [reflexivity|apply (qeq_field (K := K)), Me].
    + intros Bf Z. assert (Zb : Qeq_bool b 0 = true).
      { apply Qeq_bool_iff. apply Qle_antisym; apply Qle_bool_iff, (qle_field (K := K)); change (of_Q q0) with 0; fra. }
      rewrite Zb in Bf. simpl in Bf. destruct lo as [q|]; [|discriminate]. destruct hi as [q'|]; [|discriminate].
      apply negb_false_iff in Bf. exists (of_Q q), (of_Q q'). split; [reflexivity|]. split; [reflexivity|].
      apply (qeq_field (K := K)), Bf.
    + destruct lo as [q|]; [|exact I]. apply (qle_field (K := K)), B1.
    + destruct hi as [q|]; [|exact I]. apply (qle_field (K := K)), B2.
Qed.

(** ** The minor *)

Lemma picked_dot bs : forall row (e : vector), off_chosen bs e -> List.length row = List.length e ->
  dot (emb row) e == dot (emb (picked bs row)) (picked bs e).
Proof.
  induction bs as [|b bs IH]; intros row e O L; inversion O as [|? a ? e' Hb O']; subst; [destruct row; reflexivity|].
  destruct row as [|q row]; [discriminate|]. cbn [picked in_field map dot]. fold (emb row).
  assert (E := IH row e' O' ltac:(simpl in L; lia)). change (map of_Q row) with (emb row). rewrite E. destruct b.
  - reflexivity.
  - match goal with |- ?u + ?v == ?w => change w with v; generalize v end. intros v. rewrite (Hb eq_refl). ring.
Qed.
Lemma picked_zero bs : forall e : vector, off_chosen bs e -> Forall (fun a => a == 0) (picked bs e) ->
  Forall (fun a => a == 0) e.
Proof.
  induction bs as [|b bs IH]; intros e O F; inversion O as [|? a ? e' Hb O']; subst; [constructor|]. cbn [picked] in F.
  destruct b; [inversion_clear F as [|? ? Fa F']; constructor; [exact Fa|apply IH; assumption]|].
  constructor; [apply Hb; reflexivity|apply IH; assumption].
Qed.
Lemma picked_count {A B} bs : forall (v : list A) (w : list B), List.length v = List.length bs ->
  List.length (picked bs v) = List.length (filter (fun b => b) bs).
Proof.
  induction bs as [|b bs IH]; intros [|a v] w L; try discriminate; [reflexivity|]. cbn [picked filter].
  destruct b; simpl; rewrite (IH v w) by (simpl in L; lia); reflexivity.
Qed.

(** e over the denominators of the columns *)
Fixpoint shrunk (Ds : list positive) (e : vector) : vector :=
  match Ds, e with D :: Ds, a :: e => a / of_Z (Zpos D) :: shrunk Ds e | _, _ => [] end.
Lemma scaled_row_dot Ds : forall row zs (e : vector), scaled_row Ds row = Some zs -> List.length e = List.length Ds ->
  integer_dot zs (shrunk Ds e) == dot (emb row) e /\ List.length zs = List.length Ds.
Proof.
  induction Ds as [|D Ds IH]; intros [|q row] zs [|a e] H L; try discriminate; cbn [scaled_row] in H.
  - injection H as <-. split; reflexivity.
  - unbind H z E. unbind H zs' E'. injection H as <-. destruct (IH _ _ e E' ltac:(simpl in L; lia)) as [I1 I2].
    cbn [integer_dot shrunk in_field map dot]. change (map of_Q row) with (emb row). rewrite I1.
    split; [|simpl; congruence]. apply over_value in E. apply (of_Q_eq K) in E. rewrite E.
    rewrite (of_Q_quotient K). cbn [Qnum Qden]. assert (N : ~ (of_Z (Zpos D) : K) == 0) by apply of_Z_pos_neq.
    assert (G : of_Z z * (a / of_Z (Zpos D)) == of_Z z / of_Z (Zpos D) * a) by (field; exact N). rewrite G. reflexivity.
Qed.
Lemma shrunk_zero Ds : forall e : vector, List.length e = List.length Ds -> Forall (fun a => a == 0) (shrunk Ds e) ->
  Forall (fun a => a == 0) e.
Proof.
  induction Ds as [|D Ds IH]; intros [|a e] L F; try discriminate; [constructor|]. cbn [shrunk] in F.
  inversion_clear F as [|? ? Fa F']. constructor; [|apply IH; [simpl in L; lia|exact F']].
  assert (N : ~ (of_Z (Zpos D) : K) == 0) by apply of_Z_pos_neq.
  setoid_replace a with (a / of_Z (Zpos D) * of_Z (Zpos D)) by (field; exact N). rewrite Fa. ring.
Qed.

Lemma check_minor_sound c bs : Forall (fun row => List.length row = List.length bs) (rows_of c) ->
  check_minor c bs = true -> injective_on (matrix_in (K := K) c) bs.
Proof.
  intros Fr H e O Z. unfold check_minor in H. destruct (_ && _) eqn:H0; [|discriminate].
  set (table := map (fun i => picked bs (nth (Z.to_nat i) (rows_of c) [])) (chosen_rows c)) in *.
  set (Ds := fold_left join_all table _) in *. rewrite !andb_true_iff in H0.
  destruct H0 as [[H1 H2] H3]. rename H into H4.
  destruct (every (scaled_row Ds) table) as [rows|] eqn:Ev; [|discriminate].
  apply Z.eqb_eq in H1. rewrite !size_length in H1. apply Z.ltb_lt in H3. rewrite forallb_forall in H2.
  set (count := List.length (filter (fun b => b) bs)) in *.
  assert (Hn : Z.to_nat (size (filter (fun b => b) bs)) = count) by (rewrite size_length; unfold count; lia).
  rewrite Hn in H4. assert (Le : List.length e = List.length bs).
  { clear - O. induction O; simpl; congruence. }
  apply (picked_zero bs e O).
  assert (Lp : List.length (picked bs e) = count) by (apply (picked_count bs e e Le)).
  apply every_spec in Ev.
  assert (Tab : Forall (fun row => dot (emb row) (picked bs e) == 0 /\ List.length row = count) table).
  { unfold table. apply Forall_map. apply Forall_forall. intros i Hi. specialize (H2 i Hi). cbv beta in H2.
    rewrite andb_true_iff, Z.leb_le, Z.ltb_lt, size_length in H2.
    assert (In_r : In (nth (Z.to_nat i) (rows_of c) []) (rows_of c)) by (apply nth_In; lia).
    rewrite Forall_forall in Fr. pose proof (Fr _ In_r) as Lr. split.
    - rewrite <- (picked_dot bs _ e O) by lia. unfold product, matrix_in in Z. rewrite map_map in Z.
      rewrite Forall_map, Forall_forall in Z. apply (Z _ In_r).
    - apply (picked_count bs _ e). exact Lr. }
  assert (LDs : table = [] \/ List.length Ds = count).
  { unfold Ds. assert (G : forall t D, List.length D = count -> Forall (fun row : list Q => List.length row = count)
    t ->
      List.length (fold_left join_all t D) = count).
    { induction t as [|row t IH]; intros D LD Ft; [exact LD|]. inversion_clear Ft as [|? ? Lr Ft']. simpl. apply IH;
        [|exact Ft']. clear - LD Lr. revert row LD Lr. generalize count.
        induction D as [|d D IH]; intros k [|q row] LD Lr;
          simpl in *; try congruence. destruct k; [discriminate|]. f_equal. apply (IH k row); congruence. }
    right. apply G; [rewrite map_length; reflexivity|]. eapply Forall_impl; [|exact Tab]. intros row [_ L]. exact L. }
  destruct LDs as [T0|LDs].
  { assert (count = 0%nat) by (unfold table in T0; apply map_eq_nil in T0; rewrite T0 in H1; simpl in H1; lia).
    destruct (picked bs e); [constructor|simpl in Lp; lia]. }
  clearbody Ds. apply (shrunk_zero Ds); [congruence|].
  assert (Ls : List.length (shrunk Ds (picked bs e)) = count).
  { assert (G : forall D (v : vector), List.length v = List.length D -> List.length (shrunk D v) = List.length D).
    { clear. induction D as [|d D IH]; intros [|a v] L; try discriminate; simpl; [reflexivity|].
    rewrite IH; [reflexivity|].
      simpl in L. lia. }
    rewrite G; congruence. }
  assert (Rows : Forall (fun r => integer_dot r (shrunk Ds (picked bs e)) == 0 /\ List.length r = count) rows).
  { clear - Ev Tab LDs Lp. clearbody table. induction Ev as [|row zs t rows E _ IH]; [constructor|].
    inversion_clear Tab as [|? ? [T1 T2] Tab']. constructor; [|apply IH, Tab'].
    destruct (scaled_row_dot Ds row zs (picked bs e) E ltac:(congruence)) as [S1 S2]. rewrite S1.
    split; [exact T1|congruence]. }
  apply (eliminate_sound (modulus c) H3 count (map (map (fun z => (z mod modulus c)%Z)) rows) rows).
  - rewrite map_length. assert (Lt : List.length rows = List.length table) by (clear - Ev; induction Ev; simpl;
    congruence).
    rewrite Lt. unfold table. rewrite map_length. unfold count. lia.
  - exact Ls.
  - apply Forall_map. eapply Forall_impl; [|exact Rows]. intros r [_ L]. rewrite map_length. exact L.
  - clear - H3. induction rows as [|r rows IH]; constructor; [|exact IH].
    induction r as [|a r IHr]; constructor; [|exact IHr].
    exists (a / modulus c)%Z. rewrite Z.mod_eq by lia. ring.
  - eapply Forall_impl; [|exact Rows]. intros r [E _]. exact E.
  - exact H4.
Qed.

(** ** Lengths and violations *)

Lemma length_q_is v q : length_q v = Some q -> of_Q q == l1 (emb v).
Proof.
  intros H. apply (total_sum (K := K)) in H. rewrite H. clear H. unfold l1. induction v as [|a v IH]; [reflexivity|].
  unfold sum_of in *. cbn [map fold_right in_field]. rewrite Qabs_is. change (map of_Q v) with (emb v) in *. rewrite IH.
  reflexivity.
Qed.
Lemma largest_is v : of_Q (fold_right larger q0 v) == largest (emb v).
Proof.
  induction v as [|a v IH]; [reflexivity|]. cbn [fold_right in_field map]. unfold largest in *. cbn [fold_right].
  rewrite larger_of_Q. change (map of_Q v) with (emb v). rewrite IH. reflexivity.
Qed.
Lemma largest_same v w : same v w -> largest v == largest (w : vector).
Proof. induction 1; [reflexivity|]. unfold largest in *. simpl. apply max_proper; assumption. Qed.
Lemma abs_same (v w : vector) : same v w -> same (map fabs v) (map fabs w).
Proof.
  induction 1 as [|a b v w E _ IH]; constructor; [|exact IH]. pose proof (abs_spec a). pose proof (abs_spec b). fra.
Qed.
Lemma same_app (v v' w w' : vector) : same v v' -> same w w' -> same (v ++ w)%list (v' ++ w')%list.
Proof. intros S T. induction S; [exact T|]. simpl. constructor; assumption. Qed.

Lemma absolute_values r : same (map of_Q (map Qabs r)) (map fabs (emb r)).
Proof. induction r as [|a r IH]; constructor; [apply Qabs_is|exact IH]. Qed.

Lemma excess_sound c q s : excess_q c = Some (q, s) -> excess_holds (K := K) c q s.
Proof.
  unfold excess_q, excess_holds. intros H. unbind H lz E1. unbind H lx E2. unbind H rz E3. unbind H rx E4.
  unbind H zz E5. unbind H xx E6. apply length_q_is in E1, E2. apply residual_is in E3, E4.
  apply dot_q_is in E5, E6. rewrite (dot_both _ _ _ _ E3 E3) in E5. rewrite (dot_both _ _ _ _ E4 E4) in E6.
  destruct (miss_problem c).
  - injection H as <- <-. rewrite q_sub, !q_mul, E1, E2. split; reflexivity.
  - injection H as <- <-. rewrite q_sub, !q_add, !q_mul, E1, E2, E5, E6. split; reflexivity.
  - destruct (Qeq_bool xx 0) eqn:Z; [|discriminate]. apply (qeq_field (K := K)) in Z. injection H as <- <-.
    rewrite q_sub, !q_mul, E1, E2, E5, <- E6, Z. split; [reflexivity|]. split; reflexivity.
  - unbind H cz C1. unbind H cx C2. apply dot_q_is in C1, C2. injection H as <- <-. rewrite q_sub, C1, C2.
    split; reflexivity.
Qed.

Lemma violation_sound c q s : violation_q c = Some (q, s) -> violation_holds (K := K) c q s.
Proof.
  unfold violation_q, violation_holds. intros H. unbind H r E1. unbind H rr E2. apply residual_is in E1.
  apply dot_q_is in E2. rewrite (dot_both _ _ _ _ E1 E1) in E2.
  destruct (miss_problem c); try (injection H as <- <-; split; reflexivity);
    (destruct (Qeq_bool (miss_eta c) 0); [|destruct (qlt _ rr) eqn:Lt]; injection H as <- <-).
  1, 4: rewrite largest_is; split; [|reflexivity]; apply largest_same; unfold in_field; rewrite !map_app;
    apply same_app; [|apply same_refl]; eapply same_trans; [apply absolute_values|apply abs_same, E1].
  1, 3: apply (qlt_field (K := K)) in Lt; rewrite q_mul, E2 in Lt; split; [|intros; fra]; intros _; rewrite q_opp;
    split; [reflexivity|exact E2].
  all: apply not_true_iff_false in Lt; rewrite (qlt_field (K := K)), q_mul, E2 in Lt; split; [intros; contradiction|];
    intros _; split; reflexivity.
Qed.

(** ** The point *)

Lemma zero_rest (r : list Q) : forallb (Qeq_bool 0) r = true -> Forall (fun a => a == 0) (emb r).
Proof.
  intros H. induction r as [|a r IH]; constructor; simpl in H; apply andb_true_iff in H; [|apply IH, H].
  symmetry. apply (qeq_field (K := K) 0 a), H.
Qed.
Lemma zero_same (v w : vector) : same v w -> Forall (fun a => a == 0) v -> Forall (fun a => a == 0) w.
Proof.
  intros S. induction S as [|a b v w E _ IH]; intros F; constructor; inversion_clear F as [|? ? Fa F']; [|apply IH, F'].
  rewrite <- E. exact Fa.
Qed.
Lemma zero_is_same (a : vector) : forall b : vector, List.length a = List.length b ->
  Forall (fun t => t == 0) (difference a b) -> same b a.
Proof.
  induction a as [|s a IH]; intros [|t b] L F; try discriminate; constructor; inversion_clear F as [|? ? E F']; [fra|].
  apply IH; [simpl in L; lia|exact F'].
Qed.

Theorem miss_sound c : check_miss c = true -> miss_holds (K := K) c.
Proof.
  unfold check_miss. rewrite !andb_true_iff, !Z.leb_le, !Z.eqb_eq, !size_length.
  intros [[[[[[[[[[[[[[H1 H2] H3] H4] H5] H6] H7] H8] H9] H10] H11] H12] H13] H14] H15].
  apply String.eqb_eq in H1. rewrite content_text in H1. pose proof H2 as Par. apply parameters_hold in Par.
  assert (Rows : Forall (fun row => List.length row = List.length (point c)) (rows_of c)).
  { apply Forall_forall. intros row Hr. rewrite forallb_forall in H6. specialize (H6 row Hr). cbv beta in H6.
    apply Z.eqb_eq in H6. rewrite !size_length in H6. lia. }
  destruct (dots _ (dual_of c)) as [cs|] eqn:Dc; [|discriminate].
  destruct (check_point c cs) as [bs|] eqn:Cp; [|discriminate].
  destruct (dot_q _ _) as [dd|] eqn:Dd; [|discriminate].
  unfold miss_holds. split; [exact H1|]. split; [exact Par|]. split.
  { apply Forall_forall. intros q Hq. apply is_double_sound. rewrite forallb_forall in H3. apply H3, Hq. }
  split; [lia|]. split; [lia|]. split; [exact Rows|]. split; [lia|]. split; [lia|].
  assert (Corr : forall z : vector, List.length z = List.length (emb (point c)) ->
    dot (emb cs) z == dot (emb (dual_of c)) (product (matrix_in c) z)).
  { intros z Lz. unfold in_field in Lz. rewrite map_length in Lz.
    apply (columns_dot (List.length (point c)) (rows_of c) (dual_of c) cs z Rows ltac:(lia) Dc Lz). }
  assert (Lcs : List.length (emb cs) = List.length (emb (point c))).
  { unfold in_field. rewrite !map_length. apply dots_length in Dc. rewrite Dc. apply columns_length. }
  assert (Lrows : List.length (emb (side c)) = List.length (matrix_in (K := K) c)).
  { unfold in_field, matrix_in. rewrite !map_length. lia. }
  split.
  { unfold check_point in Cp. unbind Cp r Er. pose proof (residual_is _ _ _ Er) as Sr.
    unfold only_minimiser_of. destruct (miss_problem c) eqn:Pb.
    4: { destruct (forallb (Qeq_bool 0) r) eqn:Zr; [|discriminate].
      destruct (check_reduced_sound _ _ _ _ _ Cp) as [Rd Wb].
      assert (Lb : List.length bs = List.length (point c)).
      { clear - Rd. remember (emb (point c)) as x eqn:E. assert (G : List.length bs = List.length x).
        { clear E. induction Rd; simpl; congruence. } rewrite G, E. unfold in_field. apply map_length. }
      apply (reduced_only _ _ _ _ _ _ (emb (dual_of c)) (emb (differences (cost_of c) cs)) bs).
      - split; [|split; [|exact Wb]].
        + destruct Wb as [Wl _]. clear - Wl. induction Wl; simpl; congruence.
        + apply zero_is_same; [rewrite Lrows; unfold product; rewrite map_length; reflexivity|].
          apply (zero_same (emb r)); [exact Sr|apply zero_rest, Zr].
      - intros z Lz. rewrite (dot_both _ _ _ _ (differences_are _ _) (same_refl z)).
        rewrite !(Duality.dot_sym _ z). rewrite dot_difference by
          (rewrite Lcs; unfold in_field; rewrite !map_length; try rewrite Pb in H11; apply Z.eqb_eq in H11; lia).
        rewrite !(Duality.dot_sym z). rewrite (Corr z Lz). reflexivity.
      - exact Rd.
      - apply check_minor_sound; [rewrite Lb; exact Rows|exact H12]. }
    all: unbind Cp ms Em; unbind Cp rr Err; unbind Cp ur Eur; unbind Cp uu Euu;
      match type of Cp with (if ?b then _ else _) = _ => destruct b eqn:Cond; [|discriminate] end;
      apply dot_q_is in Err, Eur, Euu; rewrite (dot_both _ _ _ _ Sr Sr) in Err;
      rewrite (dot_both _ _ _ _ (same_refl _) Sr) in Eur;
      pose proof Par as (Pl & Pe & Po & _);
      pose proof (check_free_sound _ _ Pl _ _ _ Cp) as (Fb & Ff & Fl);
      pose proof (of_Q_lt K _ _ Pl) as Pl'; change (of_Q q0) with 0 in Pl';
      assert (Lb : List.length bs = List.length (point c)) by
        (clear - Fl; remember (emb (point c)) as x eqn:E; assert (G : List.length bs = List.length x) by
          (clear E; induction Fl; simpl; congruence); rewrite G, E; unfold in_field; apply map_length);
      assert (Inj : injective_on (matrix_in (K := K) c) bs) by (apply check_minor_sound; [rewrite Lb;
        exact Rows|assumption]);
      assert (Mv : forall z : vector, List.length z = List.length (emb (point c)) ->
        dot (emb ms) z == dot (emb (push c)) (product (matrix_in c) z)) by
        (intros z Lz; unfold in_field in Lz; rewrite map_length in Lz;
         apply (columns_dot (List.length (point c)) (rows_of c) (push c) ms z Rows ltac:(lia) Em Lz));
      assert (Lu : List.length (emb (dual_of c)) = List.length (matrix_in (K := K) c)) by
        (unfold in_field, matrix_in; rewrite !map_length; lia).
    - rewrite !andb_true_iff, !(qle_field (K := K)), !q_mul in Cond. destruct Cond as [[C1 C2] C3].
      change (of_Q q0) with 0 in C2. rewrite Err in C1. rewrite Eur in C2, C3. rewrite Euu in C3.
      assert (One : P1 = P1 -> (of_Q (miss_lambda c) : K) == 1).
      { intros _. apply (of_Q_eq K (miss_lambda c) 1%Q). apply Po. left. first [exact Pb|reflexivity]. }
      split; [apply (regression_minimises P1 _ _ _ _ _ (emb (dual_of c)) (emb cs))|
        apply (regression_only P1 _ _ _ _ _ (emb (dual_of c)) (emb cs)) with (bs := bs) (push := emb (push c))
          (moves := emb ms)];
        (assumption || discriminate || (split; [exact C1|split; [exact C2|exact C3]])).
    - assert (Sd : same (emb (dual_of c)) (map (fmul $2) (rest_in c (point c)))).
      { apply (same_trans _ (map (fmul $2) (emb r))).
        - clear - Cond. revert Cond. generalize (dual_of c) as v. induction r as [|a r IH]; intros [|b v] H;
          try discriminate;
            [constructor|]. cbn [map all2] in H. destruct (Qeq_bool b _) eqn:E; [|discriminate].
          constructor; [|apply IH, H]. apply (qeq_field (K := K)) in E. rewrite E. apply q_mul.
        - clear - Sr. induction Sr; simpl; constructor; [|assumption]. apply fmul_proper; [reflexivity|assumption]. }
      split; [apply (regression_minimises P2 _ _ _ _ _ (emb (dual_of c)) (emb cs))|
        apply (regression_only P2 _ _ _ _ _ (emb (dual_of c)) (emb cs)) with (bs := bs) (push := emb (push c))
          (moves := emb ms)];
        (assumption || discriminate).
    - rewrite andb_true_iff in Cond. destruct Cond as [C1 C2]. apply (qlt_field (K := K)) in C2. rewrite Euu in C2.
      change (of_Q 1%Q) with 1 in C2. pose proof (zero_same _ _ Sr (zero_rest r C1)) as Zr.
      split; [apply (regression_minimises P3 _ _ _ _ _ (emb (dual_of c)) (emb cs))|
        apply (regression_only P3 _ _ _ _ _ (emb (dual_of c)) (emb cs)) with (bs := bs) (push := emb (push c))
          (moves := emb ms)];
        (assumption || discriminate || (split; [exact Zr|exact C2])). }
  split.
  { apply dot_q_is in Dd. apply (qeq_field (K := K)) in H13. rewrite H13, Dd.
    apply dot_both; apply differences_are. }
  assert (Pair : forall claimed found, equal_pair claimed found = true -> exists q s q' s', claimed = [q; s] /\
    found = Some (q', s') /\ (q == q')%Q /\ (s == s')%Q).
  { intros [|q [|s [|]]] [[q' s']|] Eq; try discriminate. cbn [equal_pair] in Eq.
  rewrite andb_true_iff, !Qeq_bool_iff in Eq.
    exists q, s, q', s'. tauto. }
  split.
  - destruct (Pair _ _ H14) as (q & s & q' & s' & -> & E2 & E3 & E4). exists q, s. split; [reflexivity|].
    apply excess_sound in E2. apply (of_Q_eq K) in E3, E4. unfold excess_holds in *.
    destruct (miss_problem c); rewrite E3, E4; exact E2.
  - destruct (Pair _ _ H15) as (q & s & q' & s' & -> & E2 & E3 & E4). exists q, s. split; [reflexivity|].
    apply violation_sound in E2. apply (of_Q_eq K) in E3, E4. unfold violation_holds in *.
    destruct (miss_problem c); try (destruct (Qeq_bool (miss_eta c) 0)); rewrite E3, E4; exact E2.
Qed.
End Sound.

Theorem check_miss_sound : forall (K : ordered_field) c, check_miss c = true -> miss_holds (K := K) c.
Proof. intros K c. apply miss_sound. Qed.
