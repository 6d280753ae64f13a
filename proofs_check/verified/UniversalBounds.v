(** * Certificates of U: bounds that are carried through a network, and what the outputs decide

    [holds b s x]: every coordinate of x lies within its bounds, which are over s. *)

From Coq Require Import ZArith QArith List Lia Setoid Bool.
From Barriers Require Import Json Numerals NetworkChecker Regions UniversalCertificates.
From Barriers Require Import OrderedFields Archimedean Networks.
Import ListNotations.
Open Scope field_scope.

(** ** Indices *)

Lemma row_at_spec {A} (d : A) l : forall y r, row_at l y = Some r ->
  (0 <= y)%Z /\ (Z.to_nat y < length l)%nat /\ nth (Z.to_nat y) l d = r.
Proof.
  induction l as [|a l IH]; intros y r H; [discriminate|]. cbn [row_at] in H. destruct (Z.eqb_spec y 0) as [->|N].
  - injection H as ->. simpl. repeat split; lia.
  - destruct (IH _ _ H) as [P [L E]]. replace (Z.to_nat y) with (S (Z.to_nat (y - 1))) by lia. simpl.
    repeat split; [lia|lia|exact E].
Qed.
Lemma at_index_spec l : forall y r, at_index l y = Some r ->
  (0 <= y)%Z /\ (Z.to_nat y < length l)%nat /\ nth (Z.to_nat y) l 0%Z = r.
Proof.
  induction l as [|a l IH]; intros y r H; [discriminate|]. cbn [at_index] in H. destruct (Z.eqb_spec y 0) as [->|N].
  - injection H as ->. simpl. repeat split; lia.
  - destruct (IH _ _ H) as [P [L E]]. replace (Z.to_nat y) with (S (Z.to_nat (y - 1))) by lia. simpl.
    repeat split; [lia|lia|exact E].
Qed.
Lemma above_others_spec top l : forall y, above_others top l y = true <->
  forall j, (j < length l)%nat -> Z.of_nat j <> y -> (nth j l 0 < top)%Z.
Proof.
  induction l as [|a l IH]; intros y; cbn [above_others length]; [split; [intros _ j H; lia|reflexivity]|].
  rewrite andb_true_iff, orb_true_iff, Z.eqb_eq, Z.ltb_lt, IH. split.
  - intros [H0 H] [|j] Hj N; [simpl in *; lia|]. apply (H j); lia.
  - intros H. split.
    + destruct (Z.eq_dec y 0) as [E|E]; [left; exact E|right]. apply (H 0%nat); [lia|]. simpl. lia.
    + intros j Hj N. apply (H (S j)); lia.
Qed.

Section Bounds.
Context {K : ordered_field}.
Local Notation vector := (vector K).
Local Notation neuron := (neuron K).
Local Notation layer := (layer K).
Local Notation "0" := (@fzero K) : field_scope.
Local Notation "1" := (@fone K) : field_scope.
Add Field K_f : (K_field K) (morphism (of_Q_morph K), constants [f_cst], setoid (K_setoid K) (K_ext K)).
Local Notation "z ./ s" := (of_Q (z # s) : K) (at level 40, s at level 9) : field_scope.

Lemma over_one z s : z ./ s == of_Z z * (1%Z ./ s).
Proof. change (of_Z z : K) with (of_Q (inject_Z z) : K). rewrite <- q_mul. apply q_eq. unfold Qeq. simpl. lia. Qed.
Lemma over_lt a b s : (a < b)%Z <-> a ./ s < b ./ s.
Proof.
  assert (L : forall a b, (a < b)%Z -> a ./ s < b ./ s).
  { intros u v H. apply of_Q_lt. unfold Qlt. simpl. nia. }
  split; [apply L|]. intros H. destruct (Z.lt_trichotomy a b) as [T|[->|T]]; [exact T|exfalso; fra|].
  apply L in T. exfalso. fra.
Qed.
Lemma over_le a b s : (a <= b)%Z -> a ./ s <= b ./ s.
Proof. intros H. apply of_Q_le. unfold Qle. simpl. nia. Qed.
Lemma over_positive z s : (0 < z)%Z -> 0 < z ./ s.
Proof. intros H. rewrite <- (fraction_zero s). apply over_lt, H. Qed.
Lemma over_sub a b s : (a ./ s) - (b ./ s) == (a - b)%Z ./ s.
Proof. rewrite <- q_sub. apply q_eq. unfold Qeq, Qminus, Qplus, Qopp. simpl. rewrite !Pos2Z.inj_mul. ring. Qed.

(** ** What the outputs decide *)

(** The numbers of l over s. *)
Definition stand (s : positive) (l : list Z) (x : vector) : Prop := Forall2 (fun z q => q == z ./ s) l x.

Lemma stand_length s l x : stand s l x -> length l = length x.
Proof. induction 1; simpl; congruence. Qed.
Lemma stand_nth s l x : stand s l x -> forall j, (j < length l)%nat -> nth j x 0 == nth j l 0%Z ./ s.
Proof.
  induction 1 as [|z q l x E _ IH]; intros j Hj; [simpl in Hj; lia|]. destruct j as [|j]; [exact E|].
  simpl. apply IH. simpl in Hj. lia.
Qed.

Lemma decision_sound s l x y d : stand s l x -> decision l y = Some d ->
  (right_at (Z.to_nat y) x <-> d = Some true) /\ (wrong_at (Z.to_nat y) x <-> d = Some false).
Proof.
  intros St H. unfold decision in H. unbind H top T. injection H as <-. apply at_index_spec in T.
  destruct T as [Y [L T]]. pose proof (stand_length _ _ _ St) as Len. pose proof (stand_nth _ _ _ St) as N.
  assert (Ey : nth (Z.to_nat y) x 0 == top ./ s) by (rewrite (N _ L), T; reflexivity).
  unfold right_at, wrong_at. rewrite <- Len. destruct (existsb (Z.ltb top) l) eqn:E.
  - apply existsb_exists in E. destruct E as [z [Hz B]]. apply Z.ltb_lt in B.
    destruct (In_nth l z 0%Z Hz) as [j [Hj Ej]].
    assert (W : nth (Z.to_nat y) x 0 < nth j x 0) by (rewrite Ey, (N j Hj), Ej; apply over_lt, B).
    split; (split; [|try discriminate]).
    + intros [_ R]. exfalso. destruct (Nat.eq_dec j (Z.to_nat y)) as [->|D]; [fra|]. specialize (R j Hj D). fra.
    + reflexivity.
    + intros _. split; [exact L|]. exists j. split; assumption.
  - assert (A : forall j, (j < length l)%nat -> (nth j l 0 <= top)%Z).
    { intros j Hj. apply Z.nlt_ge. intros B. apply not_true_iff_false in E. apply E. apply existsb_exists.
      exists (nth j l 0%Z). split; [apply nth_In, Hj|apply Z.ltb_lt, B]. }
    assert (NW : ~ ((Z.to_nat y < length l)%nat /\ exists j, (j < length l)%nat /\ nth (Z.to_nat y) x 0 < nth j x 0)).
    { intros [_ [j [Hj W]]]. rewrite Ey, (N j Hj) in W. apply over_lt in W. specialize (A j Hj). lia. }
    destruct (above_others top l y) eqn:O.
    + split; [split; [reflexivity|intros _]|split; [intros W; contradiction|discriminate]].
      split; [exact L|]. intros j Hj D. rewrite Ey, (N j Hj). apply over_lt.
      apply (proj1 (above_others_spec top l y) O j Hj). lia.
    + split; (split; [|discriminate]); [|intros W; contradiction]. intros [_ R]. exfalso.
      apply not_true_iff_false in O. apply O, above_others_spec. intros j Hj D.
      specialize (R j Hj). rewrite Ey, (N j Hj) in R. apply (over_lt _ _ s), R. lia.
Qed.

(** ** From first pre-activations to outputs *)

Lemma stand_relu s p a : stand s p a -> at_scale (map (Z.max 0) p) s (map relu a).
Proof. induction 1 as [|z q p a E _ IH]; simpl; [constructor|]. split; [apply relu_value, E|exact IH]. Qed.

Lemma outputs_stand zs ls out o p a s : Forall2 layer_stands zs ls -> layer_stands out o -> stand s p a ->
  let r := snd (run_on zs p s) in
  stand (zden out * snd r) (map (row_on (fst r) (Zpos (snd r))) (zrows out))
    (map (fun n => affine_form n (fold_left relu_layer ls (map relu a))) o).
Proof.
  intros L O P r. pose proof (hidden_value _ _ L _ _ _ (stand_relu _ _ _ P)) as H.
  pose proof (run_on_is zs p s) as [_ E]. fold r in E. rewrite E in H. cbn [fst snd] in H. unfold stand.
  induction O as [|z n rs ns R _ IH]; simpl; constructor; [|exact IH]. rewrite row_on_is.
  apply pre_row_value; assumption.
Qed.

(** ** Bounds *)

Definition holds (b : bounds) (s : positive) (x : vector) : Prop :=
  Forall2 (fun b q => fst b ./ s <= q /\ q <= snd b ./ s) b x.

Lemma relu_le (p q : K) : p <= q -> relu p <= relu q.
Proof. intros H. unfold relu. pose proof (max_spec 0 p). pose proof (max_spec 0 q). fra. Qed.
Lemma range_relu_holds b s x : holds b s x -> holds (map range_relu b) s (map relu x).
Proof.
  unfold holds. induction 1 as [|[lo hi] q b x [L H] _ IH]; simpl; constructor; [|exact IH]. simpl in *.
  assert (E : forall z, Z.max 0 z ./ s == relu (z ./ s)) by (intros z; symmetry; apply relu_value; reflexivity).
  rewrite !E. split; apply relu_le; assumption.
Qed.

Lemma times_above (a l x h : K) : 0 <= a -> l <= x -> x <= h -> a * l <= a * x /\ a * x <= a * h.
Proof. intros. split; fnra. Qed.
Lemma times_below (a l x h : K) : a <= 0 -> l <= x -> x <= h -> a * h <= a * x /\ a * x <= a * l.
Proof. intros. split; fnra. Qed.

Lemma range_dot_holds D s w W : Forall2 (fun z q => q == z ./ D) w W -> forall b x, holds b s x ->
  forall low high o, low ./ (D * s) <= o -> o <= high ./ (D * s) ->
  fst (range_dot w b low high) ./ (D * s) <= dot W x + o /\ dot W x + o <= snd (range_dot w b low high) ./ (D * s).
Proof.
  induction 1 as [|a A w W E _ IH]; intros b x H low high o Lo Hi; [simpl; split; fra|].
  destruct H as [|[lo hi] q b x [L U] H]; [simpl; split; fra|]. cbn [range_dot dot]. simpl in L, U.
  assert (Step : forall u v, u ./ (D * s) <= A * q -> A * q <= v ./ (D * s) ->
    fst (range_dot w b (low + u) (high + v)) ./ (D * s) <= A * q + dot W x + o /\
    A * q + dot W x + o <= snd (range_dot w b (low + u) (high + v)) ./ (D * s)).
  { intros u v P1 P2. destruct (IH b x H (low + u)%Z (high + v)%Z (A * q + o)) as [I1 I2];
      [rewrite <- fraction_add; fra|rewrite <- fraction_add; fra|]. split; fra. }
  destruct (Z.eqb_spec a 0) as [->|Na]; cbn [orb].
  { assert (Z0 : A * q == 0) by (rewrite E, fraction_zero; ring). destruct (IH b x H low high o Lo Hi). split; fra. }
  destruct ((hi =? 0)%Z && (lo =? 0)%Z) eqn:Both.
  { apply andb_true_iff in Both. rewrite !Z.eqb_eq in Both. destruct Both as [-> ->]. rewrite fraction_zero in L, U.
    assert (Z0 : A * q == 0) by (assert (q == 0) as -> by fra; ring).
    destruct (IH b x H low high o Lo Hi). split; fra. }
  destruct (Z.ltb_spec 0 a) as [P|P]; apply Step; rewrite <- fraction_mul, <- E.
  1, 2: apply (times_above A (lo ./ s) q (hi ./ s)); [rewrite E; apply fraction_sign; lia|exact L|exact U].
  all: apply (times_below A (lo ./ s) q (hi ./ s)); [rewrite E; apply fraction_sign'; lia|exact L|exact U].
Qed.

Lemma range_row_holds D s r n b x : row_stands D r n -> holds b s x ->
  fst (range_row b (Zpos s) r) ./ (D * s) <= affine_form n x /\
  affine_form n x <= snd (range_row b (Zpos s) r) ./ (D * s).
Proof.
  intros [W B] H. assert (E : bias n == (snd r * Zpos s)%Z ./ (D * s)) by (rewrite B; apply fraction_wide).
  apply (range_dot_holds D s _ _ W b x H); rewrite E; fra.
Qed.

Lemma range_hidden_holds zs ls : Forall2 layer_stands zs ls -> forall b s a, holds b s a ->
  let r := range_hidden zs b s in holds (fst r) (snd r) (fold_left relu_layer ls (map relu a)).
Proof.
  induction 1 as [|z l zs ls L _ IH]; intros b s a H; [apply range_relu_holds, H|]. cbn [range_hidden fold_left].
  change (relu_layer (map relu a) l) with (map (fun n => relu (affine_form n (map relu a))) l).
  rewrite <- (map_map (fun n => affine_form n (map relu a)) relu). apply IH.
  apply range_relu_holds in H. unfold holds. clear IH.
  induction L as [|r n rs ns R _ IHL]; simpl; constructor; [|exact IHL]. apply range_row_holds; assumption.
Qed.

Lemma least_difference_holds D s w W : Forall2 (fun z q => q == z ./ D) w W -> forall w' W',
  Forall2 (fun z q => q == z ./ D) w' W' -> forall b x, holds b s x -> forall low z o, low ./ (D * s) <= o ->
  least_difference w w' b low = Some z -> z ./ (D * s) <= dot W x - dot W' x + o.
Proof.
  induction 1 as [|a A w W E _ IH]; intros w' W' H'; destruct H' as [|a' A' w' W' E' H']; intros b x H low z o Lo Hz;
    try discriminate; [injection Hz as <-; simpl; fra|].
  cbn [least_difference] in Hz. destruct H as [|[lo hi] q b x [L U] H].
  - specialize (IH _ _ H' [] [] (Forall2_nil _) _ _ _ Lo Hz).
    assert (Z0 : forall V : vector, dot V [] == 0) by (intros [|]; reflexivity). rewrite !Z0 in IH. simpl. fra.
  - simpl in L, U. cbn [dot].
    assert (Dif : A - A' == (a - a')%Z ./ D) by (rewrite E, E'; apply over_sub).
    assert (P : ((a - a') * (if (0 <? a - a')%Z then lo else hi))%Z ./ (D * s) <= (A - A') * q).
    { rewrite <- fraction_mul, <- Dif. destruct (Z.ltb_spec 0 (a - a')).
      - apply (times_above (A - A') (lo ./ s) q (hi ./ s)); [rewrite Dif; apply fraction_sign; lia|exact L|exact U].
      - apply (times_below (A - A') (lo ./ s) q (hi ./ s)); [rewrite Dif; apply fraction_sign'; lia|exact L|exact U]. }
    assert (Lo' : (low + (a - a') * (if (0 <? a - a')%Z then lo else hi))%Z ./ (D * s) <= o + (A - A') * q)
      by (rewrite <- fraction_add; fra).
    specialize (IH _ _ H' b x H _ _ _ Lo' Hz). fra.
Qed.

Lemma surely_above_holds D s r n r' n' b x : row_stands D r n -> row_stands D r' n' -> holds b s x ->
  surely_above b s r r' = true -> affine_form n x < affine_form n' x.
Proof.
  intros [W B] [W' B'] H C. unfold surely_above in C. destruct (least_difference _ _ _ _) as [z|] eqn:E;
    [|discriminate].
  apply Z.ltb_lt in C. apply (over_positive _ (D * s)) in C.
  assert (O : ((snd r' - snd r) * Zpos s)%Z ./ (D * s) <= bias n' - bias n).
  { rewrite B, B', over_sub, (fraction_wide (snd r' - snd r) D s). fra. }
  pose proof (least_difference_holds D s _ _ W' _ _ W b x H _ _ _ O E). unfold affine_form. fra.
Qed.
End Bounds.
