(** * The proved checker of certificates of U: from the checks to the claim *)

From Coq Require Import ZArith QArith List Sorted Lia Setoid Bool String.
From Barriers Require Import Json Sha256 Numerals NetworkChecker Intervals Regions UniversalCertificates
  UniversalBounds UniversalChecker.
From Barriers Require Import OrderedFields Archimedean Networks.
From Barriers Require Settings.
Import ListNotations.
Open Scope Q_scope.

Lemma moving_of_is c m : moving_of c = Some m -> exists l ls,
  inner_layers c = l :: ls /\ in_integers l = Some (first_layer m) /\ every in_integers ls = Some (next_layers m) /\
  in_integers (last_rows c) = Some (last_layer m) /\
  over (denominator_of m) (data_scale c) = Some (by_scale m) /\
  every (over (denominator_of m)) (mover c) = Some (by_mover m) /\
  match the_box c with
  | None => by_box m = None
  | Some (lo, hi) => exists a b, by_box m = Some (a, b) /\ over (denominator_of m) lo = Some a /\
      over (denominator_of m) hi = Some b
  end /\
  change m = map (fun r => zdot (fst r) (by_mover m) 0) (zrows (first_layer m)) /\
  exists radius, over (denominator_of m) (tolerance c) = Some radius /\
    reach m = map (fun r => (radius * weight_sum (fst r))%Z) (zrows (first_layer m)).
Proof.
  unfold moving_of. intros H. unbind H hs E1. unbind H outs E2. unbind H factor E3. unbind H et E4.
  unbind H radius E5. unbind H bx E6. destruct hs as [|l' ls']; [discriminate|]. injection H as <-. cbn.
  apply every_spec in E1. inversion E1 as [|l ? ls ? F1 F2 Ei]; subst. exists l, ls.
  split; [reflexivity|]. split; [exact F1|]. split.
  { clear - F2. unfold every. assert (G : forall acc, every_onto in_integers ls acc = Some (rev acc ++ ls')%list).
    { induction F2 as [|x y ls ls' E _ IH]; intros acc; simpl.
      - unfold rev'. rewrite <- rev_alt, app_nil_r. reflexivity.
      - rewrite E, IH. simpl. rewrite <- app_assoc. reflexivity. }
    apply (G []). }
  split; [exact E2|]. split; [exact E3|]. split; [exact E4|]. split.
  { destruct (the_box c) as [[lo hi]|]; [|injection E6 as <-; reflexivity].
    unbind E6 a A. unbind E6 b B. injection E6 as <-. exists a, b. auto. }
  split; [reflexivity|]. exists radius. split; [exact E5|reflexivity].
Qed.

Section Sound.
Context {K : ordered_field}.
Open Scope field_scope.
Local Notation vector := (vector K).
Local Notation "0" := (@fzero K) : field_scope.
Local Notation "1" := (@fone K) : field_scope.
Add Field K_f : (K_field K) (morphism (of_Q_morph K), constants [f_cst], setoid (K_setoid K) (K_ext K)).
Local Notation "z ./ s" := (of_Q (z # s) : K) (at level 40, s at level 9) : field_scope.
Local Notation plain := (moved_by (fun a : K => a)).

Variable c : universal.
Variable m : moving.
Hypothesis moving_is : moving_of c = Some m.
Hypothesis outputs : match cutoff c with
  | None => True
  | Some _ => exists out, outer_layer c = [out]
  end.
Let D := denominator_of m.
Let S := (zden (first_layer m) * D)%positive.
Let eta : vector := eta_of c.

(** The outputs, as forms of what the last hidden layer gives. *)
Definition last_values (x : vector) : vector :=
  map (fun n => affine_form n (fold_left relu_layer (map layer_of (inner_layers c)) x)) (layer_of (last_rows c)).

Lemma scores_are x : same (last_values x) (scores c x).
Proof.
  unfold last_values, scores, last_rows. destruct (cutoff c) as [t|].
  - destruct outputs as [out E]. rewrite E. cbn [map layer_of neuron_of].
    constructor; [|constructor; [reflexivity|constructor]].
    unfold affine_form, neuron_of. cbn [weights bias fst snd].
    assert (Z0 : forall (w : list Q) (y : vector), dot (map of_Q (map (fun _ => 0%Q) w)) y == 0).
    { induction w as [|a w IH]; intros [|b y]; try reflexivity. cbn [map dot]. rewrite IH.
      change (of_Q 0 : K) with 0. ring. }
    rewrite Z0. ring.
  - replace (match outer_layer c with [] | _ => outer_layer c end) with (outer_layer c) by (destruct (outer_layer c);
      reflexivity).
    unfold layer_of. rewrite map_map. induction (outer_layer c) as [|o os IH]; simpl; constructor;
      [reflexivity|exact IH].
Qed.
Lemma stand_same s l (x y : vector) : stand s l x -> same x y -> stand s l y.
Proof.
  intros H. revert y. induction H as [|z q l x E _ IH]; intros y G; inversion_clear G as [|? v ? ? F G']; constructor.
  - rewrite <- F. exact E.
  - apply IH, G'.
Qed.
Lemma same_nth (x y : vector) : same x y -> forall i, nth i x 0 == nth i y 0.
Proof. induction 1 as [|u v x y E _ IH]; intros [|i]; try reflexivity; [exact E|apply IH]. Qed.

(** The first pre-activations. *)
Definition first_values (x : vector) : vector :=
  match inner_layers c with l :: _ => map (fun n => affine_form n x) (layer_of l) | [] => [] end.

Lemma decided_sound p x y d : stand S p (first_values x) -> decided m p y = Some d ->
  (right_at (Z.to_nat y) (scores c x) <-> d = Some true) /\ (wrong_at (Z.to_nat y) (scores c x) <-> d = Some false).
Proof.
  destruct (moving_of_is _ _ moving_is) as (l & ls & E & E1 & E2 & E3 & _). unfold first_values. rewrite E.
  intros P H. unfold decided in H.
  assert (L : Forall2 layer_stands (next_layers m) (map (layer_of (K := K)) ls)).
  { apply every_spec in E2. clear - E2.
    induction E2 as [|a b ls zs F _ IH]; simpl; constructor; [apply in_integers_stands, F|exact IH]. }
  pose proof (outputs_stand _ _ _ _ _ _ _ L (in_integers_stands (K := K) _ _ E3) P) as O.
  unfold S, D in O. destruct (run_on (next_layers m) p _) as [ps r]. cbn [snd] in O.
  apply (decision_sound _ _ _ y d (stand_same _ _ _ _ O ltac:(
    pose proof (scores_are x) as Sc; unfold last_values in Sc; rewrite E in Sc; cbn [map fold_left] in Sc;
    unfold relu_layer in Sc at 2; rewrite <- (map_map (fun n => affine_form n x) relu) in Sc; exact Sc)) H).
Qed.

Lemma wrong_within_sound p u v y A B L mu : stand S p (first_values u) -> shifted mu (of_Q (tolerance c)) u eta v ->
  0 <= (of_Q (tolerance c) : K) -> (A - Zpos L)%Z ./ L <= mu -> mu <= (B - Zpos L)%Z ./ L ->
  wrong_within m p y A B L = true -> wrong_at (Z.to_nat y) (scores c v).
Proof.
  destruct (moving_of_is _ _ moving_is) as (l & ls & E & E1 & E2 & E3 & _ & E5 & _ & E7 & radius & E8 & E9).
  unfold first_values. rewrite E. intros P Sh R0 H1 H2 H. unfold wrong_within in H.
  assert (Ls : Forall2 layer_stands (next_layers m) (map (layer_of (K := K)) ls)).
  { apply every_spec in E2. clear - E2.
    induction E2 as [|a b ls zs F _ IH]; simpl; constructor; [apply in_integers_stands, F|exact IH]. }
  pose proof (in_integers_stands (K := K) _ _ E1) as St. pose proof (in_integers_stands (K := K) _ _ E3) as So.
  assert (R : (of_Q (tolerance c) : K) == radius ./ D) by apply of_Q_eq, over_value, E8.
  pose proof (first_bounds_hold _ _ St D radius (by_mover m) u eta v p A B L mu _ R0 R (stand_every _ _ _ E5) P Sh H1
    H2)
    as Hb.
  rewrite <- E7, <- E9 in Hb. apply (range_hidden_holds _ _ Ls) in Hb.
  change (zden (first_layer m) * D)%positive with S in Hb.
  change (zden (first_layer m) * denominator_of m)%positive with S in H.
  destruct (range_hidden (next_layers m) _ _) as [b t]. cbn [fst snd] in Hb.
  destruct (row_at (zrows (last_layer m)) y) as [r|] eqn:Ry; [|discriminate].
  apply existsb_exists in H. destruct H as [r' [Hr' Ab]].
  apply (row_at_spec ([], 0%Z)) in Ry. destruct Ry as [Y0 [Yl Yn]].
  destruct (In_nth _ _ ([], 0%Z) Hr') as [j [Hj Ej]].
  pose proof (scores_are v) as Sc. unfold last_values in Sc. rewrite E in Sc. cbn [map fold_left] in Sc.
  unfold relu_layer in Sc at 2. rewrite <- (map_map (fun n => affine_form n v) relu) in Sc.
  set (out := fold_left relu_layer (map layer_of ls) (map relu (map (fun n => affine_form n v) (layer_of l)))) in *.
  assert (G : forall i, (i < List.length (zrows (last_layer m)))%nat -> exists n : neuron K,
    row_stands (zden (last_layer m)) (nth i (zrows (last_layer m)) ([], 0%Z)) n /\
    nth i (scores c v) 0 == affine_form n out /\ (i < List.length (scores c v))%nat).
  { assert (Len : List.length (zrows (last_layer m)) = List.length (scores c v)).
    { transitivity (List.length (layer_of (K := K) (last_rows c))).
      - clear - So. induction So; simpl; congruence.
      - transitivity (List.length (map (fun n => affine_form n out) (layer_of (K := K) (last_rows c)))).
        + symmetry. apply map_length.
        + clear - Sc. induction Sc; simpl; congruence. }
    intros i Hi. assert (Gn : exists n, nth_error (layer_of (K := K) (last_rows c)) i = Some n /\
      row_stands (zden (last_layer m)) (nth i (zrows (last_layer m)) ([], 0%Z)) n).
    { clear - So Hi. revert i Hi. induction So as [|z n zs ns Rn _ IH]; intros i Hi; [simpl in Hi; lia|].
      destruct i as [|i]; [exists n; split; [reflexivity|exact Rn]|]. apply IH. simpl in Hi. lia. }
    destruct Gn as [n [Gn Rn]]. exists n. split; [exact Rn|]. split; [|rewrite <- Len; exact Hi].
    rewrite <- (same_nth _ _ Sc i). rewrite (nth_error_nth _ i 0 (map_nth_error (fun n => affine_form n out) i _ Gn)).
    reflexivity. }
  destruct (G _ Yl) as (n & Rn & Vn & Ln). destruct (G _ Hj) as (n' & Rn' & Vn' & Ln').
  split; [exact Ln|]. exists j. split; [exact Ln'|]. rewrite Vn, Vn'. rewrite Yn in Rn. rewrite Ej in Rn'.
  exact (surely_above_holds _ _ _ _ _ _ _ _ Rn Rn' Hb Ab).
Qed.

Lemma around_sound p u y : stand S p (first_values u) -> 0 <= (of_Q (tolerance c) : K) ->
  forall n A B L left left', around m n p y A B L left = Some left' ->
  forall mu v, (A - Zpos L)%Z ./ L <= mu -> mu <= (B - Zpos L)%Z ./ L -> shifted mu (of_Q (tolerance c)) u eta v ->
  wrong_at (Z.to_nat y) (scores c v).
Proof.
  intros P R0. induction n as [|n IH]; intros A B L left left' H mu v H1 H2 Sh; cbn [around] in H;
    (destruct (left <? 1)%Z; [discriminate|]); destruct (wrong_within m p y A B L) eqn:W; try discriminate.
  1, 2: exact (wrong_within_sound p u v y A B L mu P Sh R0 H1 H2 W).
  unbind H left0 H0.
  assert (T : forall z : Z, (2 * z - Zpos (2 * L))%Z ./ (2 * L) == (z - Zpos L)%Z ./ L).
  { intros z. apply q_eq. unfold Qeq. cbn [Qnum Qden]. rewrite !Pos2Z.inj_mul. ring. }
  destruct (lt_le_dec ((A + B - Zpos (2 * L))%Z ./ (2 * L)) mu) as [G|G].
  - apply (IH _ _ _ _ _ H mu v); [apply lt_le, G|rewrite T; exact H2|exact Sh].
  - apply (IH _ _ _ _ _ H0 mu v); [rewrite T; exact H1|exact G|exact Sh].
Qed.

(** ** Points *)

Lemma stand_first row : stand D (scaled_row m row) (map (fun v : Z => of_Z v * of_Q (data_scale c)) row : vector).
Proof.
  destruct (moving_of_is _ _ moving_is) as (l & ls & _ & _ & _ & _ & E4 & _).
  unfold scaled_row. induction row as [|v row IH]; simpl; constructor; [|exact IH].
  rewrite (of_Q_eq K _ _ (over_value _ _ _ E4)). change (of_Z v : K) with (of_Q (inject_Z v) : K).
  rewrite <- q_mul. reflexivity.
Qed.
Lemma stand_pre l (x : vector) : stand D l x -> stand S (pre (first_layer m) l D) (first_values x).
Proof.
  destruct (moving_of_is _ _ moving_is) as (q & ls & E & E1 & _). unfold first_values. rewrite E. intros H.
  pose proof (in_integers_stands (K := K) _ _ E1) as St. unfold pre, layer_stands in *. unfold stand, S.
  induction St as [|r n rs ns R _ IH]; simpl; constructor; [|exact IH].
  apply pre_row_value; [exact R|apply stand_scale, H].
Qed.

Lemma here_stands i : stand S (first_here m (nth i (data_rows c) [])) (first_values (data_point c i)).
Proof. apply stand_pre, stand_first. Qed.

Lemma moved_stands i : (List.length (nth i (data_rows c) []) = inputs_of c) ->
  stand S (first_moved m (nth i (data_rows c) []) (first_here m (nth i (data_rows c) [])))
    (first_values (moved_point c i eta)).
Proof.
  intros Len. pose proof (here_stands i) as H.
  destruct (moving_of_is _ _ moving_is) as (l & ls & E & E1 & _ & _ & _ & E5 & E6 & E7 & _).
  assert (He : stand D (by_mover m) eta) by apply stand_every, E5.
  unfold first_moved, moved_point, clipping. destruct (the_box c) as [[lo hi]|].
  - destruct E6 as (a & b & -> & Ea & Eb). apply stand_pre.
    rewrite moved_clip. change (fun a0 : K => fmin (fmax a0 (of_Q lo)) (of_Q hi)) with (clip (of_Q lo : K) (of_Q hi)).
    apply stand_clip; [apply of_Q_eq, over_value, Ea|apply of_Q_eq, over_value, Eb|].
    apply stand_added; [apply stand_first|exact He].
  - rewrite E6. unfold first_values in *. rewrite E in *. rewrite E7.
    pose proof (in_integers_stands (K := K) _ _ E1) as St. unfold layer_stands in St.
    assert (Lx : List.length (data_point (K := K) c i) = List.length eta).
    { unfold data_point, eta, eta_of. rewrite !map_length. exact Len. }
    unfold S in *. generalize dependent (first_here m (nth i (data_rows c) [])).
    generalize dependent (zden (first_layer m)).
    intros z S0 St. clear S0 E1 E7.
    induction St as [|r n rs ns [W B] _ IH]; intros p H; simpl in H; inversion H as [|a q p' ? Ea H']; subst.
    + constructor.
    + cbn [map added]. constructor; [|apply IH, H']. rewrite <- fraction_add, <- Ea.
      rewrite <- (zdot_value z D _ _ W _ _ (stand_scale _ _ _ He)). unfold affine_form. rewrite (dot_plain _ _ _ Lx).
      ring.
Qed.

Lemma moved_shifted (g : K -> K) tol r :
  (forall a e h, fabs (e - r * h) <= tol -> fabs (g (a + e) - g (a + h) - (r - 1) * h) <= tol) ->
  forall x h e : vector, List.length x = List.length h -> nearby tol e (times r h) ->
  shifted (r - 1) tol (moved_by g x h) h (moved_by g x e).
Proof.
  intros G. induction x as [|a x IH]; intros [|b h] e Hl N; try discriminate.
  - destruct e; [constructor|]. inversion N.
  - destruct e as [|u e]; [inversion N|]. cbn [moved_by].
    assert (N' : fabs (u - r * b) <= tol /\ nearby tol e (times r h)) by (inversion N; split; assumption).
    constructor; [apply G, N'|]. apply IH; [injection Hl; auto|apply N'].
Qed.

Lemma nearby_shifted i r (e : vector) : List.length (nth i (data_rows c) []) = inputs_of c ->
  nearby (of_Q (tolerance c)) e (times r eta) -> (the_box c <> None -> r == 1) ->
  shifted (r - 1) (of_Q (tolerance c)) (moved_point c i eta) eta (moved_point c i e).
Proof.
  intros Len N Box. unfold moved_point. apply moved_shifted; [|unfold data_point, eta, eta_of; rewrite !map_length;
    exact Len|exact N].
  intros a e' h Le. unfold clipping. destruct (the_box c) as [[lo hi]|].
  - specialize (Box ltac:(discriminate)). fold (clip (of_Q lo : K) (of_Q hi) (a + e')).
    fold (clip (of_Q lo : K) (of_Q hi) (a + h)).
    pose proof (clip_moves_less (of_Q lo) (of_Q hi) (a + e') (a + h)) as M.
    setoid_replace (clip (of_Q lo) (of_Q hi) (a + e') - clip (of_Q lo) (of_Q hi) (a + h) - (r - 1) * h) with
      (clip (of_Q lo) (of_Q hi) (a + e') - clip (of_Q lo) (of_Q hi) (a + h)) by (rewrite Box; ring).
    setoid_replace (a + e' - (a + h)) with (e' - r * h) in M by (rewrite Box; ring). fra.
  - setoid_replace (a + e' - (a + h) - (r - 1) * h) with (e' - r * h) by ring. exact Le.
Qed.
End Sound.

(** ** All conditions *)

Section Claim.
Context {K : ordered_field}.
Open Scope field_scope.
Local Notation "0" := (@fzero K) : field_scope.
Local Notation "1" := (@fone K) : field_scope.
Add Field K_g : (K_field K) (morphism (of_Q_morph K), constants [f_cst], setoid (K_setoid K) (K_ext K)).
Local Notation "z ./ s" := (of_Q (z # s) : K) (at level 40, s at level 9) : field_scope.

Lemma largest_norm qs : (of_Q (largest qs) : K) == max_norm (map of_Q qs).
Proof.
  induction qs as [|q qs IH]; [reflexivity|]. cbn [largest fold_right map max_norm]. fold (largest qs).
  fold (max_norm (map of_Q qs : vector K)). rewrite <- IH.
  assert (A : (of_Q (Z.abs (Qnum q) # Qden q) : K) == fabs (of_Q q)).
  { pose proof (abs_spec (of_Q q : K)) as S. destruct q as [n d]. cbn [Qnum Qden].
    destruct (Z.abs_spec n) as [[L ->]|[L ->]].
    - pose proof (fraction_sign (K := K) n d L). fra.
    - pose proof (fraction_sign' (K := K) n d ltac:(lia)).
      rewrite <- (Z.sub_0_l n), <- over_sub, fraction_zero. fra. }
  rewrite <- A. pose proof (max_spec (of_Q (Z.abs (Qnum q) # Qden q) : K) (of_Q (largest qs))) as M.
  destruct (Qle_bool _ _) eqn:E.
  - apply (qle_field (K := K)) in E. fra.
  - apply not_true_iff_false in E. rewrite (qle_field (K := K)) in E. fra.
Qed.

Lemma in_box c m lo hi a b i : moving_of c = Some m -> the_box c = Some (lo, hi) ->
  over (denominator_of m) lo = Some a -> over (denominator_of m) hi = Some b ->
  within_box a b (by_scale m) (data_rows c) = true -> (i < List.length (data_rows c))%nat ->
  Forall (fun x : K => of_Q lo <= x <= of_Q hi) (data_point c i).
Proof.
  intros M B Ea Eb W Hi. unfold within_box in W. rewrite forallb_forall in W. specialize (W _ (nth_In _ [] Hi)).
  pose proof (stand_first (K := K) c m M (nth i (data_rows c) [])) as St. unfold data_point, scaled_row in *.
  induction (nth i (data_rows c) []) as [|v row IH]; simpl in *; [constructor|]. apply andb_true_iff in W.
  destruct W as [W Ws]. rewrite andb_true_iff, !Z.leb_le in W. inversion_clear St as [|? ? ? ? E St'].
  constructor; [|apply IH; assumption].
  rewrite E, (of_Q_eq K _ _ (over_value _ _ _ Ea)), (of_Q_eq K _ _ (over_value _ _ _ Eb)).
  split; apply over_le; tauto.
Qed.

Theorem universal_sound c : check_universal c = true -> universal_holds (K := K) c.
Proof.
  unfold check_universal. rewrite !andb_true_iff. intros [[[[[[Nm Sh] Pt] Vec] Br] _] H].
  destruct (moving_of c) as [m|] eqn:M; [|discriminate]. apply andb_true_iff in H. destruct H as [Bx H].
  unfold check_names in Nm. rewrite !andb_true_iff, !String.eqb_eq, !digest_is in Nm. destruct Nm as [[N1 N2] N3].
  unfold check_shapes in Sh. rewrite !andb_true_iff in Sh. destruct Sh as [[Sh1 Sh2] Sh3].
  unfold check_points_of in Pt. rewrite !andb_true_iff, !Z.eqb_eq, Z.leb_le in Pt.
  destruct Pt as [[[P1 P2] P4] P5]. rewrite size_length in P1.
  unfold check_vectors in Vec. rewrite !andb_true_iff, Qeq_bool_iff, !(qle_field (K := K)) in Vec.
  destruct Vec as [[[[V1 V2] V3] V4] V5]. apply Z.eqb_eq in Br. rewrite size_length in Br.
  assert (Outs : match cutoff c with None => True | Some _ => exists out, outer_layer c = [out] end).
  { destruct (cutoff c); [|exact I]. apply Z.eqb_eq in Sh3. rewrite size_length in Sh3.
    destruct (outer_layer c) as [|o [|]]; simpl in Sh3; try lia. exists o. reflexivity. }
  set (L := common_of _ _) in H. destruct (over L (fst (multiples c))) as [A|] eqn:EA; [|discriminate].
  destruct (over L (snd (multiples c))) as [B|] eqn:EB; [|discriminate].
  destruct (check_rows _ _ _ _ _ _ _ _ _ _) as [[[r w] [r' w']]|] eqn:W; [|discriminate].
  rewrite !andb_true_iff, !Z.eqb_eq in H. destruct H as [[[T1 T2] T3] T4].
  destruct (check_rows_spec _ _ _ _ _ _ _ _ _ _ _ _ _ _ W) as (W1 & W2 & W3 & W4 & W5 & W6 & W7 & W8).
  cbn [fst snd] in W3, W4, W5, W6. rewrite Z.add_0_l in W3, W4, W5, W6.
  set (n := List.length (data_rows c)) in *.
  assert (Rows : forall i, (i < n)%nat -> List.length (nth i (data_rows c) []) = inputs_of c).
  { intros i Hi. rewrite forallb_forall in P4. specialize (P4 _ (nth_In (data_rows c) [] Hi)). apply Z.eqb_eq in P4.
    rewrite !size_length in P4. unfold inputs_of. lia. }
  set (l := combine (data_rows c) (data_labels c)) in *.
  assert (Ll : List.length l = n) by (unfold l; rewrite combine_length, W1; apply Nat.min_id).
  assert (At : forall i, nth i l ([], 0%Z) = (nth i (data_rows c) [], nth i (data_labels c) 0%Z)).
  { intros i. unfold l. apply combine_nth. symmetry. exact W1. }
  assert (Here : forall i, (i < n)%nat ->
    (right_at (label_at c i) (scores c (data_point (K := K) c i)) <->
      says true (here_of m (nth i l ([], 0%Z))) = true) /\
    (wrong_at (label_at c i) (scores c (data_point (K := K) c i)) <->
      says false (here_of m (nth i l ([], 0%Z))) = true)).
  { intros i Hi. rewrite Forall_forall in W2. specialize (W2 _ (nth_In l ([], 0%Z) ltac:(rewrite Ll; exact Hi))).
    rewrite At in *. destruct W2 as [D0 _]. unfold here_of in D0 |- *. cbn [fst snd] in D0 |- *.
    destruct (decided m _ _) as [d|] eqn:Ed; [|contradiction].
    destruct (decided_sound (K := K) c m M Outs _ _ _ _ (here_stands c m M i) Ed) as [R1 R2]. unfold label_at.
    rewrite R1, R2.
    destruct d as [[|]|]; simpl; intuition congruence. }
  assert (Moved : forall i, (i < n)%nat ->
    (right_at (label_at c i) (scores c (moved_point (K := K) c i (eta_of c))) <->
      says true (moved_of m (nth i l ([], 0%Z))) = true) /\
    (wrong_at (label_at c i) (scores c (moved_point (K := K) c i (eta_of c))) <->
      says false (moved_of m (nth i l ([], 0%Z))) = true)).
  { intros i Hi. rewrite Forall_forall in W2. specialize (W2 _ (nth_In l ([], 0%Z) ltac:(rewrite Ll; exact Hi))).
    rewrite At in *. destruct W2 as [_ D0]. unfold moved_of, start_of in D0 |- *. cbn [fst snd] in D0 |- *.
    destruct (decided m _ _) as [d|] eqn:Ed; [|contradiction].
    destruct (decided_sound (K := K) c m M Outs _ _ _ _ (moved_stands c m M i (Rows i Hi)) Ed) as [R1 R2].
    unfold label_at. rewrite R1, R2. destruct d as [[|]|]; simpl; intuition congruence. }
  assert (LA : (of_Q (fst (multiples c)) : K) == A ./ L) by apply of_Q_eq, over_value, EA.
  assert (LB : (of_Q (snd (multiples c)) : K) == B ./ L) by apply of_Q_eq, over_value, EB.
  change (of_Q 1 : K) with 1 in V3, V4. change (of_Q 0 : K) with 0 in V5.
  unfold universal_holds. fold n. unfold check_box in Bx. destruct (multiples c) as [low high]. cbn [fst snd] in *.
  assert (Box : match the_box c with None => True | Some (lo, hi) => (low == high)%Q /\
      forall i, (i < n)%nat -> Forall (fun a : K => of_Q lo <= a <= of_Q hi) (data_point c i) end).
  { destruct (moving_of_is _ _ M) as (_ & _ & _ & _ & _ & _ & _ & _ & E6 & _).
    destruct (the_box c) as [[lo hi]|] eqn:Eb; [|exact I]. destruct E6 as (a & b & E6 & Ea & Eb').
    rewrite E6 in Bx. apply andb_true_iff in Bx. destruct Bx as [B1 B2]. cbn [fst snd] in B1.
    split; [apply Qeq_bool_iff, B1|]. intros i Hi. exact (in_box c m lo hi a b i M Eb Ea Eb' B2 Hi). }
  repeat (split; [assumption|]).
  split; [apply Settings.all2_eqb in Sh1; rewrite Sh1; cbn [map]; rewrite map_app, map_map, size_length; cbn [map];
    rewrite size_length; do 2 f_equal; apply map_ext; intros q; apply size_length|].
  split.
  { apply Forall_forall. intros out Ho. rewrite forallb_forall in Sh2. specialize (Sh2 out Ho).
    apply (check_shape_sound (K := K)) in Sh2. rewrite size_length, Nat2Z.id in Sh2. exact Sh2. }
  split; [destruct (cutoff c); [apply Z.eqb_eq in Sh3|apply Z.leb_le in Sh3]; rewrite size_length in Sh3; lia|].
  split; [exact P1|]. split; [lia|]. split; [exact W1|].
  split; [apply Forall_forall; intros row Hr; destruct (In_nth _ _ [] Hr) as [i [Hi <-]]; apply Rows, Hi|].
  split.
  { apply Forall_forall. intros v Hv. rewrite forallb_forall in P5. specialize (P5 v Hv).
    rewrite andb_true_iff, Z.leb_le, Z.ltb_lt in P5. unfold classes. destruct (cutoff c); [exact P5|].
    rewrite size_length in P5. exact P5. }
  split; [rewrite (of_Q_eq K _ _ V1); apply largest_norm|]. split; [exact V2|]. split; [split; assumption|].
  split; [exact V5|]. split; [exact Box|]. split; [exact W7|].
  split; [revert W8; apply Forall_impl; intros i [Hi _]; lia|]. split; [exact Br|]. split.
  { apply Forall_forall. intros k Hk. rewrite Forall_forall in W8. destruct (W8 k Hk) as [Hi [B1 B2]].
    rewrite Z.sub_0_r in B1, B2. set (i := Z.to_nat k) in *. assert (Hn : (i < n)%nat) by (unfold i; lia). split.
    - apply Here; [exact Hn|]. rewrite B1. reflexivity.
    - intros q e Hq Ne. destruct B2 as (left & left' & Ar). rewrite At in Ar. unfold start_of in Ar.
      cbn [fst snd] in Ar.
      assert (Minus : forall T : Z, (T - Zpos L)%Z ./ L == T ./ L - 1).
      { intros T. rewrite <- over_sub. assert (One : Zpos L ./ L == 1).
        { rewrite (q_eq (Zpos L # L) 1%Q); [reflexivity|]. unfold Qeq. simpl. lia. }
        rewrite One. reflexivity. }
      apply (around_sound c m M Outs _ _ _ (moved_stands c m M i (Rows i Hn)) V5 _ _ _ _ _ _ Ar (q - 1)).
      + rewrite Minus, <- LA. fra.
      + rewrite Minus, <- LB. fra.
      + apply (nearby_shifted c i q e (Rows i Hn) Ne). intros NB. destruct (the_box c) as [[lo hi]|]; [|congruence].
        destruct Box as [E _]. apply (of_Q_eq K) in E. fra. }
  rewrite T1, T2, T3, T4, W3, W4, W5, W6. unfold counted. rewrite <- Ll.
  split; [|split; [|split]]; apply (count_how_many _ ([], 0%Z)); intros i Hi; rewrite Ll in Hi.
  - apply Here, Hi.
  - apply Here, Hi.
  - apply Moved, Hi.
  - apply Moved, Hi.
Qed.
End Claim.

Theorem check_universal_sound : forall (K : ordered_field) c, check_universal c = true -> universal_holds (K := K) c.
Proof. intros K c. apply universal_sound. Qed.
