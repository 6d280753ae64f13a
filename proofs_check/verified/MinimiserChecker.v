(** * The proved checker of certificates of C0 and D: what it accepts holds

    The integers stand for the vectors of [Duality], whose hypotheses are the conditions. *)

From Coq Require Import ZArith QArith List Lia Setoid Bool String.
From Barriers Require Import Json Sha256 Numerals NetworkChecker Intervals Duality MinimiserCertificates.
From Barriers Require Import OrderedFields Archimedean Networks.
Import ListNotations.
Open Scope Q_scope.

Lemma problem_eq_LP (p : problem) : {p = LP} + {p <> LP}.
Proof. destruct p; (left; reflexivity) || (right; discriminate). Qed.

Lemma parameters_hold p lam eta : check_parameters p lam eta = true -> parameters p lam eta.
Proof.
  unfold check_parameters, parameters. rewrite !andb_true_iff, qlt_iff, Qle_bool_iff. intros [[H1 H2] H3].
  split; [exact H1|]. split; [exact H2|].
  destruct p; try apply andb_true_iff in H3; rewrite ?Qeq_bool_iff in H3; split; intuition (try discriminate;
    try congruence).
Qed.
Lemma shape_holds s : check_lengths s = true -> shape_of s.
Proof.
  unfold check_lengths, shape_of. rewrite !andb_true_iff, !Z.eqb_eq, !Z.leb_le, !size_length.
  intros [[[[H1 H2] H3] H4] _]. repeat split; try lia. apply Forall_forall. intros r Hr. rewrite forallb_forall in H3.
  specialize (H3 r Hr). apply Z.eqb_eq in H3. rewrite !size_length in H3. lia.
Qed.
Lemma inverse_read s z b : in_one s = Some z -> left_inverse s = Some b -> exists b', zB z = Some b'.
Proof.
  unfold in_one. intros H B. unbind H a Ea. unbind H y Ey. unbind H x Ex. unbind H u Eu. unbind H b' Eb.
  injection H as <-. rewrite B in Eb. unbind Eb b'' E. injection Eb as <-. exists b''. reflexivity.
Qed.

Section Integers.
Context {K : ordered_field}.
Open Scope field_scope.
Local Notation "0" := (@fzero K) : field_scope.
Local Notation "1" := (@fone K) : field_scope.
Local Notation vector := (vector K).
Local Notation total := (@Duality.total K).
Add Field K_f : (K_field K) (morphism (of_Q_morph K), constants [f_cst], setoid (K_setoid K) (K_ext K)).
Local Notation "z ./ s" := (of_Q (z # s) : K) (at level 40, s at level 9) : field_scope.

(** Integers over a denominator. *)
Definition emb (s : positive) (v : list Z) : vector := map (fun z => z ./ s) v.

Lemma same_sym (v w : vector) : same v w -> same w v.
Proof. induction 1 as [|a b v w E _ IH]; constructor; [symmetry; exact E|exact IH]. Qed.
Lemma dot_same_left (v w z : vector) : same v w -> dot v z == dot w z.
Proof. intros S. rewrite (dot_sym v z), (dot_sym w z). apply dot_same, S. Qed.
Lemma over_emb D qs zs : every (over D) qs = Some zs -> same (map of_Q qs) (emb D zs).
Proof.
  intros H. apply (every_over (K := K)) in H. unfold emb. remember (map of_Q qs) as ks. clear Heqks.
  induction H as [|z k zs ks E _ IH]; simpl; constructor; [exact E|exact IH].
Qed.
Lemma every_length {A B} (h : A -> option B) l r : every h l = Some r -> List.length r = List.length l.
Proof. intros H. apply every_spec in H. induction H; simpl; congruence. Qed.

Lemma emb_dot s t v : forall w, dot (emb s v) (emb t w) == zdot v w 0 ./ (s * t).
Proof.
  induction v as [|a v IH]; intros [|b w]; try (symmetry; apply fraction_zero). simpl emb. cbn [dot].
  rewrite zdot_cons, <- fraction_add, <- fraction_mul, <- IH. reflexivity.
Qed.
Lemma same_trans (v w x : vector) : same v w -> same w x -> same v x.
Proof.
  intros H. revert x. induction H as [|a b v w E _ IH]; intros x G; inversion_clear G as [|? e ? ? F G'].
  - constructor.
  - constructor; [rewrite E; exact F|apply IH, G'].
Qed.
Lemma nth_same_vectors (v w : vector) : same v w -> forall i, nth i v 0 == nth i w 0.
Proof. induction 1 as [|a b v w E _ IH]; intros [|i]; try reflexivity; [exact E|apply IH]. Qed.
Lemma axpy_dot D a r : forall acc (z : vector), List.length r = List.length acc ->
  dot (emb (D * D) (axpy a r acc)) z == a ./ D * dot (emb D r) z + dot (emb (D * D) acc) z.
Proof.
  induction r as [|b r IH]; intros [|e acc] z L; try discriminate; [simpl; ring|]. destruct z as [|q z]; [simpl; ring|].
  cbn [axpy emb map dot]. fold (emb (D * D) (axpy a r acc)). fold (emb D r). fold (emb (D * D) acc).
  rewrite (IH acc z ltac:(simpl in L; lia)), <- fraction_add, <- fraction_mul. ring.
Qed.
Lemma axpy_length a r : forall acc, List.length r = List.length acc -> List.length (axpy a r acc) = List.length acc.
Proof. induction r as [|b r IH]; intros [|e acc] L; try discriminate; [reflexivity|]. simpl. f_equal. apply IH.
simpl in L. lia. Qed.
Lemma add_rows_dot D us : forall rows acc (z : vector), Forall (fun r => List.length r = List.length acc) rows ->
  dot (emb (D * D) (add_rows us rows acc)) z ==
  dot (emb D us) (product (map (emb D) rows) z) + dot (emb (D * D) acc) z.
Proof.
  induction us as [|a us IH]; intros rows acc z F; [simpl; ring|]. destruct F as [|r rows L F]; [simpl; ring|].
  cbn [add_rows]. rewrite IH.
  - cbn [emb map product dot]. fold (emb D us). rewrite (axpy_dot D a r acc z L). fold (emb D r). unfold product. ring.
  - rewrite (axpy_length a r acc L). exact F.
Qed.
Lemma add_rows_length us : forall rows acc, Forall (fun r => List.length r = List.length acc) rows ->
  List.length (add_rows us rows acc) = List.length acc.
Proof.
  induction us as [|a us IH]; intros rows acc F; [reflexivity|]. destruct F as [|r rows L F]; [reflexivity|].
  cbn [add_rows].
  rewrite IH; [apply axpy_length, L|]. rewrite (axpy_length a r acc L). exact F.
Qed.
Lemma zeros_dot s x : forall z : vector, dot (emb s (zeros_like x)) z == 0.
Proof.
  unfold zeros_like, emb. induction x as [|a x IH]; intros [|b z]; simpl; try reflexivity.
  rewrite IH, fraction_zero. ring.
Qed.

Lemma product_same A A' (z : vector) : Forall2 same A A' -> same (product A z) (product A' z).
Proof.
  induction 1 as [|r r' A A' E _ IH]; simpl; constructor; [apply dot_same_left, E|exact IH].
Qed.
Lemma product_same_right A (z w : vector) : same z w -> same (product A z) (product A w).
Proof. intros S. induction A as [|r A IH]; simpl; constructor; [apply dot_same, S|exact IH]. Qed.
Lemma difference_same (v v' : vector) : same v v' -> forall w w', same w w' -> same (difference v w) (difference v' w').
Proof.
  induction 1 as [|a b v v' E _ IH]; intros w w' S; [destruct S; constructor|].
  destruct S as [|c d w w' F S]; simpl; constructor.
  - rewrite E, F. reflexivity.
  - apply IH, S.
Qed.
Lemma residual_emb D x rows : forall y, List.length y = List.length rows ->
  same (difference (emb D y) (product (map (emb D) rows) (emb D x))) (emb (D * D) (residual (Zpos D) x rows y)).
Proof.
  induction rows as [|r rows IH]; intros [|b y] L; try discriminate; simpl; constructor; [|apply IH; simpl in L; lia].
  rewrite emb_dot, (fraction_wide b D D). unfold Z.sub. rewrite <- fraction_add.
  assert (E : (- zdot r x 0)%Z ./ (D * D) == - (zdot r x 0 ./ (D * D))) by (rewrite <- q_opp; reflexivity).
  rewrite E. ring.
Qed.

Lemma abs_emb z s : fabs (z ./ s) == Z.abs z ./ s.
Proof.
  destruct (Z.le_ge_cases 0 z) as [L|L].
  - rewrite Z.abs_eq by exact L. apply abs_pos, fraction_sign, L.
  - rewrite Z.abs_neq by exact L. rewrite (abs_neg (z ./ s) (fraction_sign' z s L)), <- q_opp. reflexivity.
Qed.
Lemma sum_abs_acc x : forall acc, sum_abs x acc = (acc + sum_abs x 0)%Z.
Proof. induction x as [|a x IH]; intros acc; simpl; [lia|]. rewrite IH, (IH (Z.abs a)). lia. Qed.
Lemma l1_emb s x : l1 (emb s x) == sum_abs x 0 ./ s.
Proof.
  induction x as [|a x IH]; simpl; [symmetry; apply fraction_zero|]. rewrite sum_abs_acc, <- fraction_add.
  fold (emb s x). unfold l1 in IH. rewrite IH, abs_emb. reflexivity.
Qed.
Lemma l1_same (v w : vector) : same v w -> l1 v == l1 w.
Proof. induction 1 as [|a b v w E _ IH]; simpl; [reflexivity|]. unfold l1 in IH. rewrite E, IH. reflexivity. Qed.
Lemma total_l1 (v : vector) : Forall (fun a => 0 <= a) v -> total v == l1 v.
Proof.
  unfold Duality.total, l1. induction 1 as [|a v P _ IH]; simpl; [reflexivity|]. rewrite IH, (abs_pos a P). reflexivity.
Qed.
Lemma bounded_emb D2 lam c : forallb (fun b => Qle_bool (Z.abs b # D2) lam) c = true -> bounded (of_Q lam) (emb D2 c).
Proof.
  intros H. unfold bounded, emb. induction c as [|b c IH]; simpl in *; constructor; apply andb_true_iff in H.
  - rewrite abs_emb. apply qle_field, H.
  - apply IH, H.
Qed.
Lemma zero_of_fraction a s : a ./ s == 0 -> a = 0%Z.
Proof.
  intros E. destruct (Z.lt_trichotomy a 0) as [L|[L|L]]; [|exact L|]; exfalso.
  - assert (H : a ./ s < 0); [|fra]. rewrite <- (fraction_zero s). apply of_Q_lt. unfold Qlt. simpl. nia.
  - assert (H : 0 < a ./ s); [|fra]. rewrite <- (fraction_zero s). apply of_Q_lt. unfold Qlt. simpl. nia.
Qed.
Lemma check_strict_off D2 lam x c s : check_strict false D2 lam x c = true ->
  strict_off (of_Q lam) (emb s x) (emb D2 c).
Proof.
  revert c. induction x as [|a x IH]; intros [|b c] H; simpl in *; try exact I.
  destruct (negb (a =? 0)%Z || qlt (Z.abs b # D2) lam) eqn:E; [|discriminate]. split; [|apply IH, H].
  intros A. apply orb_true_iff in E. destruct E as [E|E].
  - apply negb_true_iff, Z.eqb_neq in E. exfalso. apply E. apply (zero_of_fraction a s A).
  - rewrite abs_emb. apply qlt_field, E.
Qed.
Lemma check_less_off D2 lam x c s : (lam == 1)%Q -> check_strict true D2 lam x c = true ->
  less_off (emb s x) (emb D2 c).
Proof.
  intros L. revert c. induction x as [|a x IH]; intros [|b c] H; simpl in *; try exact I.
  destruct (negb (a =? 0)%Z || qlt (b # D2) lam) eqn:E; [|discriminate]. split; [|apply IH, H].
  intros A. apply orb_true_iff in E. destruct E as [E|E].
  - apply negb_true_iff, Z.eqb_neq in E. exfalso. apply E. apply (zero_of_fraction a s A).
  - apply (qlt_field (K := K)) in E. rewrite (of_Q_eq K _ _ L) in E. exact E.
Qed.
Lemma check_picks_emb D2 x d s : forall k j, check_picks (Zpos D2) k j x d = true -> picks k j (emb s x) (emb D2 d).
Proof.
  revert d. induction x as [|a x IH]; intros [|b d] k j H; simpl in *; try exact I.
  destruct ((a =? 0)%Z || _) eqn:E; [|discriminate]. split; [|apply IH, H].
  apply orb_true_iff in E. rewrite !Z.eqb_eq in E. destruct E as [-> | ->]; [left; apply fraction_zero|right].
  destruct (k =? j)%Z; [|apply fraction_zero]. rewrite (q_eq (Zpos D2 # D2) 1%Q); [reflexivity|]. unfold Qeq. simpl.
  lia.
Qed.
Lemma check_inverse_rows D2 rows all : forall x b j, check_inverse D2 rows all j x b = true ->
  forall i, (i < List.length x)%nat -> nth i x 0%Z = 0%Z \/ exists r, List.length r = List.length rows /\
    check_picks D2 0 (j + Z.of_nat i) all (add_rows r rows (zeros_like all)) = true.
Proof.
  induction x as [|a x IH]; intros b j H i Hi; [simpl in Hi; lia|]. cbn [check_inverse] in H.
  destruct (Z.eqb_spec a 0) as [->|N].
  - destruct i as [|i]; [left; reflexivity|]. replace (j + Z.of_nat (S i))%Z with (j + 1 + Z.of_nat i)%Z by lia.
    apply (IH b (j + 1)%Z H i). simpl in Hi. lia.
  - destruct b as [|r b]; [discriminate|]. destruct (_ && _) eqn:E; [|discriminate]. apply andb_true_iff in E.
    destruct E as [E1 E2]. apply Z.eqb_eq in E1. rewrite !size_length in E1. destruct i as [|i].
    + right. exists r. rewrite Z.add_0_r. split; [lia|exact E2].
    + replace (j + Z.of_nat (S i))%Z with (j + 1 + Z.of_nat i)%Z by lia. apply (IH b (j + 1)%Z H i). simpl in Hi. lia.
Qed.

(** ** What stands for what *)

Lemma strict_off_same lam (x x' : vector) : same x x' -> forall c, strict_off lam x' c -> strict_off lam x c.
Proof.
  induction 1 as [|a b x x' E _ IH]; intros [|e c] H; simpl in *; try exact I.
  split; [rewrite E; apply H|apply IH, H].
Qed.
Lemma less_off_same (x x' : vector) : same x x' -> forall c, less_off x' c -> less_off x c.
Proof.
  induction 1 as [|a b x x' E _ IH]; intros [|e c] H; simpl in *; try exact I.
  split; [rewrite E; apply H|apply IH, H].
Qed.
Lemma picks_same (x x' : vector) : same x x' -> forall d k j, picks k j x' d -> picks k j x d.
Proof.
  induction 1 as [|a b x x' E _ IH]; intros [|e d] k j H; simpl in *; try exact I.
  split; [rewrite E; apply H|apply IH, H].
Qed.
Lemma dot_same_both (v v' w w' : vector) : same v v' -> same w w' -> dot v w == dot v' w'.
Proof. intros V W. rewrite (dot_same_left v v' w V). apply dot_same, W. Qed.
Lemma zero_same (v w : vector) : same v w -> Forall (fun a => a == 0) w -> Forall (fun a => a == 0) v.
Proof.
  induction 1 as [|a b v w E _ IH]; intros F; constructor; inversion_clear F; [rewrite E|]; auto.
Qed.
Lemma nonneg_same (v w : vector) : same v w -> Forall (fun a => 0 <= a) w -> Forall (fun a => 0 <= a) v.
Proof.
  induction 1 as [|a b v w E _ IH]; intros F; constructor; inversion_clear F; [rewrite E|]; auto.
Qed.

Lemma zeros_emb s l : forallb (Z.eqb 0) l = true -> Forall (fun a => a == 0) (emb s l).
Proof.
  induction l as [|b l IH]; intros H; [apply Forall_nil|]. cbn [forallb] in H. apply andb_true_iff in H.
  destruct H as [E F].
  apply Z.eqb_eq in E. subst b. apply Forall_cons; [apply fraction_zero|apply IH, F].
Qed.
Lemma nonneg_emb s l : forallb (Z.leb 0) l = true -> Forall (fun a => 0 <= a) (emb s l).
Proof.
  induction l as [|b l IH]; intros H; [apply Forall_nil|]. cbn [forallb] in H. apply andb_true_iff in H.
  destruct H as [E F].
  apply Z.leb_le in E. apply Forall_cons; [apply fraction_sign, E|apply IH, F].
Qed.
Lemma at_most_1_emb s l : forallb (fun b => Qle_bool (b # s) 1) l = true -> Forall (fun a => a <= 1) (emb s l).
Proof.
  induction l as [|b l IH]; intros H; [apply Forall_nil|]. cbn [forallb] in H. apply andb_true_iff in H.
  destruct H as [E F].
  apply Forall_cons; [exact (proj1 (qle_field (b # s) 1) E)|apply IH, F].
Qed.

Lemma nth_emb s l : forall i, nth i l 0%Z = 0%Z -> nth i (emb s l) 0 == 0.
Proof.
  induction l as [|a l IH]; intros [|i] E; try reflexivity; simpl in *; [subst a; apply fraction_zero|apply IH, E].
Qed.

Section Optimal.
Variables (p : problem) (lam eta : Q) (s : solved) (z : zsolved).
Hypothesis integers : in_one s = Some z.
Hypothesis given : check_parameters p lam eta = true.
Hypothesis lengths : check_lengths s = true.
Hypothesis optimal : check_optimal p lam eta z = true.

Let D := zD z.
Let D2 := (D * D)%positive.
Let A : list vector := map in_field (matrix s).
Let y : vector := in_field (right_side s).
Let x : vector := in_field (solution s).
Let u : vector := in_field (dual_vector s).
Let zc := add_rows (zu z) (zA z) (zeros_like (zx z)).
Let c : vector := emb D2 zc.
Let w := residual (Zpos D) (zx z) (zA z) (zy z).
Let length2 : Q := zdot (zu z) (zu z) 0 # D2.
Let square : Q := zdot w w 0 # (D2 * D2).
Let left_over : Q := ((zdot (zu z) (zy z) 0 # D2) - lam * (sum_abs (zx z) 0 # D))%Q.

Lemma stand : Forall2 same A (map (emb D) (zA z)) /\ same y (emb D (zy z)) /\ same x (emb D (zx z)) /\
  same u (emb D (zu z)).
Proof.
  revert integers. unfold in_one. intros H. unbind H a Ea. unbind H y' Ey. unbind H x' Ex. unbind H u' Eu.
  unbind H b Eb. injection H as E. unfold D, A, y, x, u, in_field. rewrite <- E. simpl.
  split; [|split; [|split]]; try (apply over_emb; assumption).
  apply every_spec in Ea. clear - Ea. induction Ea as [|r zr rows zrows E _ IH]; simpl; constructor;
    [apply over_emb, E|exact IH].
Qed.
Lemma lengths_are : List.length y = List.length A /\ List.length u = List.length A /\
  Forall (fun r => List.length r = List.length (zeros_like (zx z))) (zA z) /\ List.length (zx z) = List.length x /\
  List.length (zA z) = List.length A /\ List.length (zy z) = List.length (zA z).
Proof.
  pose proof lengths as L. unfold check_lengths in L. rewrite !andb_true_iff, !Z.eqb_eq, !size_length in L.
  destruct L as [[[[_ _] F] L1] L2]. pose proof integers as H. unfold in_one in H. unbind H a Ea. unbind H y' Ey.
  unbind H x' Ex. unbind H u' Eu. unbind H b Eb. injection H as E.
  pose proof (every_length _ _ _ Ea) as La. pose proof (every_length _ _ _ Ex) as Lx.
  pose proof (every_length _ _ _ Ey) as Ly.
  unfold y, u, x, A, in_field. rewrite !map_length. rewrite <- E. simpl. unfold zeros_like. rewrite map_length.
  repeat split; try lia. apply every_spec in Ea. rewrite Lx. clear - Ea F.
  induction Ea as [|r zr rows zrows E _ IH]; constructor; simpl in F; apply andb_true_iff in F; destruct F as [F F'].
  - rewrite (every_length _ _ _ E). apply Z.eqb_eq in F. rewrite !size_length in F. lia.
  - apply IH, F'.
Qed.

Lemma corr (v : vector) : dot c v == dot u (product A v).
Proof.
  destruct stand as (SA & _ & _ & Su). destruct lengths_are as (_ & _ & F & _).
  unfold c, zc, D2. rewrite (add_rows_dot D (zu z) (zA z) _ v F), zeros_dot.
  rewrite (dot_same_both u (emb D (zu z)) _ _ Su (product_same _ _ v SA)). ring.
Qed.
Lemma corr_length : List.length c = List.length x.
Proof.
  destruct lengths_are as (_ & _ & F & Lx & _). unfold c, emb, zc. rewrite map_length, (add_rows_length _ _ _ F).
  unfold zeros_like. rewrite map_length. exact Lx.
Qed.
Lemma rest_is : same (rest A y x) (emb D2 w).
Proof.
  destruct stand as (SA & Sy & Sx & _). destruct lengths_are as (_ & _ & _ & _ & _ & Ly). unfold rest.
  assert (S : same (difference y (product A x)) (difference (emb D (zy z)) (product (map (emb D) (zA z)) (emb D (zx
    z))))).
  { apply difference_same; [exact Sy|]. apply (same_trans _ (product A (emb D (zx z)))).
    - apply product_same_right, Sx.
    - apply product_same, SA. }
  apply (same_trans _ _ _ S). apply residual_emb. exact Ly.
Qed.
Lemma square_is : dot (rest A y x) (rest A y x) == of_Q square.
Proof. rewrite (dot_same_both _ _ _ _ rest_is rest_is). apply emb_dot. Qed.
Lemma length2_is : dot u u == of_Q length2.
Proof. destruct stand as (_ & _ & _ & Su). rewrite (dot_same_both _ _ _ _ Su Su). apply emb_dot. Qed.
Lemma given_field : (0 : K) < of_Q lam /\ (p = P1 \/ p = LP -> (of_Q lam : K) == 1).
Proof.
  unfold check_parameters in given. rewrite !andb_true_iff in given. destruct given as [[G1 _] G2].
  split; [exact (proj1 (qlt_field 0 lam) G1)|]. intros [-> | ->].
  - exact (qeq_field lam 1 G2).
  - apply andb_true_iff in G2. exact (qeq_field lam 1 (proj1 G2)).
Qed.
Lemma surplus_is : p = LP -> Forall (fun a => 0 <= a) x -> surplus p (of_Q lam) y x u == of_Q left_over.
Proof.
  intros E N. destruct stand as (_ & Sy & Sx & Su). destruct given_field as [_ G].
  unfold surplus, left_over. rewrite E, q_sub, q_mul, (G (or_intror E)), (total_l1 x N), (l1_same _ _ Sx), l1_emb.
  rewrite (dot_same_both _ _ _ _ Su Sy), emb_dot. unfold D2. ring.
Qed.
Lemma surplus_is' : p <> LP -> surplus p (of_Q lam) y x u == of_Q left_over.
Proof.
  intros E. destruct stand as (_ & Sy & Sx & Su).
  assert (H : surplus p (of_Q lam) y x u == dot u y - of_Q lam * l1 x).
  { unfold surplus. destruct p; try reflexivity. contradiction. }
  rewrite H. unfold left_over. rewrite q_sub, q_mul, (l1_same _ _ Sx), l1_emb.
  rewrite (dot_same_both _ _ _ _ Su Sy), emb_dot. reflexivity.
Qed.

Lemma dual_fits : feasible_dual p (of_Q lam) u c.
Proof.
  pose proof optimal as O. unfold check_optimal in O. fold D D2 zc w length2 square left_over in O.
  rewrite !andb_true_iff in O. destruct O as [[[O1 _] O2] _]. destruct given_field as [G1 G2]. unfold feasible_dual.
  destruct p.
  - split; [apply G2; auto|apply bounded_emb, O1].
  - split; [apply lt_le, G1|apply bounded_emb, O1].
  - apply andb_true_iff in O2. split; [apply lt_le, G1|]. split; [apply bounded_emb, O1|].
    rewrite length2_is. exact (proj1 (qle_field length2 1) (proj1 O2)).
  - apply at_most_1_emb, O1.
Qed.
Lemma primal_fits : feasible p (of_Q eta) A y x.
Proof.
  pose proof optimal as O. unfold check_optimal in O. fold D D2 zc w length2 square left_over in O.
  rewrite !andb_true_iff in O. destruct O as [[_ O2] _]. destruct stand as (_ & _ & Sx & _). unfold feasible.
  destruct p; try exact I; apply andb_true_iff in O2; destruct O2 as [O2 O3].
  - rewrite square_is, <- q_mul. apply qle_field, O2.
  - split.
    + apply (zero_same _ _ rest_is), zeros_emb, O2.
    + apply (nonneg_same _ _ Sx), nonneg_emb, O3.
Qed.
Lemma value_fits : equal_value p (of_Q lam) (of_Q eta) A y x u.
Proof.
  assert (S : surplus p (of_Q lam) y x u == of_Q left_over).
  { destruct (problem_eq_LP p) as [E|E]; [|apply surplus_is', E]. apply surplus_is; [exact E|].
    pose proof primal_fits as F. unfold feasible in F. rewrite E in F. apply F. }
  pose proof optimal as O. unfold check_optimal in O. fold D D2 zc w length2 square left_over in O.
  rewrite !andb_true_iff in O. destruct O as [[[_ O1] O2] _]. unfold equal_value.
  split; [rewrite S; exact (proj1 (qle_field 0 left_over) O1)|].
  destruct p; try exact I; rewrite S, ?square_is, ?length2_is.
  - apply andb_true_iff in O2. destruct O2 as [_ O2]. rewrite <- !q_mul. apply qle_field, O2.
  - rewrite <- q_mul, <- q_add. apply qle_field, O2.
  - apply andb_true_iff in O2. destruct O2 as [_ O2]. rewrite <- q_mul. apply qle_field, O2.
Qed.

Lemma optimal_minimises : minimises_of (K := K) p lam eta s.
Proof.
  destruct lengths_are as (L1 & L2 & _).
  apply (dual_minimises p (of_Q lam) (of_Q eta) A y x u c L1);
    auto using corr_length, dual_fits, primal_fits, value_fits.
  intros v _. apply corr.
Qed.

Lemma optimal_only b : zB z = Some b -> only_of (K := K) p lam eta s.
Proof.
  intros B. destruct lengths_are as (L1 & L2 & F & Lx & LA & _). destruct stand as (SA & _ & Sx & _).
  pose proof optimal as O. unfold check_optimal in O. fold D D2 zc w length2 square left_over in O. rewrite B in O.
  rewrite !andb_true_iff in O. destruct O as [_ [[O1 O2] O3]].
  apply (dual_only p (of_Q lam) (of_Q eta) A y x u c L1); auto using corr_length, dual_fits, primal_fits, value_fits.
  - intros v _. apply corr.
  - unfold strict_dual. unfold check_parameters in given. destruct p.
    1, 2: apply (strict_off_same _ _ _ Sx), check_strict_off, O1.
    + split; [apply (strict_off_same _ _ _ Sx), check_strict_off, O1|]. rewrite length2_is.
      exact (proj1 (qlt_field length2 1) O2).
    + apply (less_off_same _ _ Sx). rewrite !andb_true_iff in given. destruct given as [_ [G _]].
      apply (check_less_off D2 lam); [apply Qeq_bool_iff, G|exact O1].
  - apply lt_le, given_field.
  - intros j Hj. rewrite <- Lx in Hj. destruct (check_inverse_rows _ _ _ _ _ _ O3 j Hj) as [E|[r [Lr P]]].
    + left. rewrite (nth_same_vectors _ _ Sx j). apply nth_emb, E.
    + right. exists (emb D r), (emb D2 (add_rows r (zA z) (zeros_like (zx z)))). split; [|split].
      * apply (picks_same _ _ Sx). exact (check_picks_emb D2 _ _ D _ _ P).
      * unfold emb. rewrite map_length, (add_rows_length _ _ _ F). unfold zeros_like. rewrite map_length. exact Lx.
      * intros v _. unfold D2. rewrite (add_rows_dot D r (zA z) _ v F), zeros_dot.
        rewrite (dot_same (emb D r) _ _ (product_same _ _ v SA)). ring.
Qed.
End Optimal.

Theorem minimiser_sound m : check_minimiser m = true -> minimiser_holds (K := K) m.
Proof.
  unfold check_minimiser. rewrite !andb_true_iff. intros [[[[H1 H2] H3] H4] H5].
  destruct (in_one (input m)) as [z|] eqn:Z; [|discriminate]. apply String.eqb_eq in H1. rewrite content_text in H1.
  unfold minimiser_holds. split; [exact H1|]. split; [apply parameters_hold, H2|]. split; [apply shape_holds, H3|].
  split; [exact (optimal_minimises _ _ _ _ _ Z H2 H3 H5)|]. intros U. apply eqb_prop in H4. rewrite U in H4.
  destruct (left_inverse (input m)) as [b|] eqn:B; [|discriminate].
  destruct (inverse_read _ _ _ Z B) as [b' Eb]. exact (optimal_only _ _ _ _ _ Z H2 H3 H5 b' Eb).
Qed.
End Integers.

Theorem check_minimiser_sound : forall (K : ordered_field) m, check_minimiser m = true -> minimiser_holds (K := K) m.
Proof. intros K m. apply minimiser_sound. Qed.
