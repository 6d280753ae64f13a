(** * The proved checker of certificates of V: what it accepts holds *)

From Coq Require Import ZArith QArith List Lia Setoid Bool String.
From Barriers Require Import Json Sha256 Numerals NetworkChecker Intervals Settings WitnessCertificates.
From Barriers Require Import OrderedFields Archimedean Networks.
Import ListNotations.
Open Scope Q_scope.

(** ** Reading leaves no empty "and", "or" *)

Section Within.
Variable P : property -> Prop.
Hypothesis leaf : forall xs ys b s, P (Inequality xs ys b s).
Hypothesis all : forall l, Forall P l -> P (Every l).
Hypothesis some : forall l, Forall P l -> P (Any l).
Fixpoint property_within (p : property) : P p :=
  match p with
  | Inequality xs ys b s => leaf xs ys b s
  | Every l => all l ((fix go l : Forall P l :=
      match l with [] => Forall_nil _ | p :: l => Forall_cons _ (property_within p) (go l) end) l)
  | Any l => some l ((fix go l : Forall P l :=
      match l with [] => Forall_nil _ | p :: l => Forall_cons _ (property_within p) (go l) end) l)
  end.
End Within.

Section Sound.
Context {K : ordered_field}.
Open Scope field_scope.
Local Notation "0" := (@fzero K) : field_scope.
Local Notation "1" := (@fone K) : field_scope.
Local Notation vector := (vector K).
Add Field K_f : (K_field K) (morphism (of_Q_morph K), constants [f_cst], setoid (K_setoid K) (K_ext K)).

(** ** Sums *)

Definition sum_of (qs : list Q) : K := fold_right (fun q s => of_Q q + s) 0 qs.

Lemma total_sum qs r : total qs = Some r -> of_Q r == sum_of qs.
Proof.
  unfold total. set (D := common_of qs 1). clearbody D. intros H. unbind H zs E. injection H as <-.
  apply (every_over (K := K)) in E.
  assert (G : forall acc : Z, of_Q (fold_left Z.add zs acc # D) == of_Q (acc # D) + sum_of qs).
  { clear - E. remember (map of_Q qs) as ks eqn:Ek. revert qs Ek.
    induction E as [|z k zs ks E _ IH]; intros [|q qs] Ek acc; try discriminate; simpl.
    - ring.
    - injection Ek as -> ->. rewrite (IH qs eq_refl), <- fraction_add, <- E. ring. }
  rewrite (G 0%Z), fraction_zero. ring.
Qed.

Lemma pick_sum x : forall k terms acc r, pick k x terms acc = Some r ->
  sum_of r == sum_of acc + fold_right (fun t s => of_Q (snd t) * nth (Z.to_nat (fst t - k)) (map of_Q x) 0 + s) 0
    terms /\
  Forall (fun t => (k <= fst t)%Z) terms.
Proof.
  induction x as [|q x IH]; intros k [|[i c] terms] acc r H; try discriminate.
  1, 2: injection H as <-; split; [simpl; ring|constructor].
  cbn [pick] in H. assert (Shift : forall l : list (Z * Q), Forall (fun t => (k + 1 <= fst t)%Z) l ->
    fold_right (fun t s => of_Q (snd t) * nth (Z.to_nat (fst t - (k + 1))) (map of_Q x) 0 + s) 0 l ==
    fold_right (fun t s => of_Q (snd t) * nth (Z.to_nat (fst t - k)) (map of_Q (q :: x)) 0 + s) 0 l).
  { intros l F. induction F as [|[j e] l L _ IHl]; [reflexivity|]. simpl fst in *. cbn [fold_right fst snd].
  rewrite IHl.
    replace (Z.to_nat (j - k)) with (S (Z.to_nat (j - (k + 1)))) by lia. reflexivity. }
  assert (Weaken : forall l : list (Z * Q), Forall (fun t => (k + 1 <= fst t)%Z) l ->
    Forall (fun t => (k <= fst t)%Z) l).
  { intros l. apply Forall_impl. intros; lia. }
  destruct (Z.eqb_spec i k) as [->|N].
  - destruct (IH _ _ _ _ H) as [E F]. rewrite E. split.
    + cbn [sum_of fold_right fst snd]. rewrite Z.sub_diag, <- (Shift terms F). cbn [Z.to_nat map nth].
      rewrite q_mul. unfold sum_of. ring.
    + constructor; [simpl; lia|apply Weaken, F].
  - destruct (IH _ _ _ _ H) as [E F]. rewrite E. split; [rewrite (Shift _ F); reflexivity|apply Weaken, F].
Qed.

Lemma pick_combination x terms acc r : pick 0 x terms acc = Some r ->
  sum_of r == sum_of acc + combination terms (map of_Q x).
Proof.
  intros H. destruct (pick_sum _ _ _ _ _ H) as [E _]. rewrite E. unfold combination.
  assert (G : fold_right (fun t s => of_Q (snd t) * nth (Z.to_nat (fst t - 0)) (map of_Q x) 0 + s) 0 terms ==
    fold_right (fun t s => of_Q (snd t) * nth (Z.to_nat (fst t)) (map of_Q x) 0 + s) 0 terms); [|rewrite G;
      reflexivity].
  clear. induction terms as [|[i c] terms IH]; [reflexivity|]. cbn [fold_right fst snd]. rewrite IH, Z.sub_0_r.
  reflexivity.
Qed.

Lemma nth_same (x y : vector) : same x y -> forall i, nth i x 0 == nth i y 0.
Proof. induction 1 as [|u v x y E _ IH]; intros [|i]; try reflexivity; [exact E|apply IH]. Qed.
Lemma combination_same terms (x y : vector) : same x y -> combination terms x == combination terms y.
Proof.
  intros S. induction terms as [|[i c] terms IH]; [reflexivity|]. unfold combination in *. cbn [fold_right fst snd].
  rewrite IH, (nth_same _ _ S). reflexivity.
Qed.

(** ** The property *)

Lemma larger_field p q r : of_Q (larger p q) <= r <-> (of_Q p : K) <= r /\ of_Q q <= r.
Proof.
  unfold larger. destruct (Qle_bool p q) eqn:E.
  - apply (qle_field (K := K)) in E. fra.
  - apply not_true_iff_false in E. rewrite (qle_field (K := K)) in E. fra.
Qed.
Lemma smaller_field p q r : of_Q (smaller p q) <= r <-> (of_Q p : K) <= r \/ of_Q q <= r.
Proof.
  unfold smaller. destruct (Qle_bool p q) eqn:E.
  - apply (qle_field (K := K)) in E. fra.
  - apply not_true_iff_false in E. rewrite (qle_field (K := K)) in E. fra.
Qed.

Lemma weigh_sound x y (y' : vector) p : same (map of_Q y) y' -> forall b e, weigh x y p = Some (b, e) ->
  (b = true <-> satisfies p (map of_Q x) y') /\ forall r : K, satisfies_raised r p (map of_Q x) y' <-> of_Q e <= r.
Proof.
  intros S. induction p as [xs ys bound strict|l IH|l IH] using property_within; intros b e H; cbn [weigh] in H.
  - unbind H t1 E1. unbind H t2 E2. unbind H m E3. injection H as <- <-. apply total_sum in E3.
    apply pick_combination in E1, E2. rewrite E2, E1, (combination_same ys _ _ S) in E3. simpl sum_of in E3.
    cbn [satisfies satisfies_raised].
    assert (E : of_Q m == combination xs (map of_Q x) + combination ys y') by (rewrite E3; ring). split.
    + destruct strict; [rewrite (qlt_field (K := K))|rewrite (qle_field (K := K))]; rewrite E; reflexivity.
    + intros r. rewrite q_sub, E. fra.
  - cbn [satisfies satisfies_raised]. revert b e H. induction IH as [|p l P _ IHl]; intros b e H; [discriminate|].
    destruct l as [|p' l].
    + destruct (P _ _ H) as [A B]. split; [rewrite A; tauto|intros r; rewrite B; tauto].
    + unbind H a Ea. unbind H rest Er. injection H as <- <-. destruct a as [ba ea], rest as [br er]. simpl fst.
    simpl snd.
      destruct (P _ _ Ea) as [A B]. destruct (IHl _ _ Er) as [A' B']. split.
      * rewrite andb_true_iff, A, A'. reflexivity.
      * intros r. rewrite larger_field, (B r), <- (B' r). reflexivity.
  - cbn [satisfies satisfies_raised]. revert b e H. induction IH as [|p l P _ IHl]; intros b e H; [discriminate|].
    destruct l as [|p' l].
    + destruct (P _ _ H) as [A B]. split; [rewrite A; tauto|intros r; rewrite B; tauto].
    + unbind H a Ea. unbind H rest Er. injection H as <- <-. destruct a as [ba ea], rest as [br er]. simpl fst.
    simpl snd.
      destruct (P _ _ Ea) as [A B]. destruct (IHl _ _ Er) as [A' B']. split.
      * rewrite orb_true_iff, A, A'. reflexivity.
      * intros r. rewrite smaller_field, (B r), <- (B' r). reflexivity.
Qed.

(** ** The outputs *)

Lemma scaled_point D qs v : every (over D) qs = Some v -> at_scale v D (map of_Q qs : vector).
Proof.
  intros H. apply (every_over (K := K)) in H. induction H as [|z q zs ks E _ IH]; simpl; [constructor|].
  split; [exact E|exact IH].
Qed.

Lemma run_outputs_are c y : run_outputs c = Some y -> same (map of_Q y) (outputs_of (K := K) c).
Proof.
  unfold run_outputs. intros H. unbind H v Ev. unbind H zs Ez. unbind H out Eo.
  apply scaled_point in Ev. apply (in_integers_stands (K := K)) in Eo.
  assert (Z : Forall2 layer_stands zs (map (layer_of (K := K)) (inner c))).
  { apply every_spec in Ez. clear - Ez.
    induction Ez as [|l z ls zs E _ IH]; simpl; constructor; [apply in_integers_stands, E|exact IH]. }
  pose proof (hidden_value _ _ Z _ _ _ Ev) as S. destruct (run_hidden zs v _) as [ps [w t]]. simpl fst in *.
  simpl snd in *.
  injection H as <-. unfold outputs_of, pre, layer_of in *. rewrite !map_map.
  unfold layer_stands in Eo. remember (map neuron_of (outer c)) as ns eqn:En.
  assert (G : Forall2 (fun r n => affine_form n (fold_left relu_layer (map layer_of (inner c)) (point_of c)) ==
    of_Q (pre_row w (Zpos t) r # (zden out * t))) (zrows out) ns).
  { clear En. induction Eo as [|r n rs ns R _ IH]; constructor; [|exact IH]. apply pre_row_value; [exact R|exact S]. }
  subst ns. clear - G. remember (zrows out) as rs. clear Heqrs. revert rs G.
  induction (outer c) as [|o os IH]; intros rs G; inversion_clear G as [|? ? ? ? E F]; simpl; constructor;
    [|apply IH, F].
  symmetry. exact E.
Qed.

Lemma equal_numbers_same p : forall q, equal_numbers p q = true -> same (map of_Q p : vector) (map of_Q q).
Proof.
  induction p as [|a p IH]; intros [|b q] H; try discriminate; [constructor|]. simpl in H.
  destruct (Qeq_bool a b) eqn:E; [|discriminate]. constructor; [apply qeq_field, E|apply IH, H].
Qed.
Lemma same_trans (x y z : vector) : same x y -> same y z -> same x z.
Proof.
  intros H. revert z. induction H as [|u v x y E _ IH]; intros z G; inversion_clear G as [|? w ? ? F G'].
  - constructor.
  - constructor; [rewrite E; exact F|apply IH, G'].
Qed.

Theorem witness_sound c : check_witness c = true -> witness_holds (K := K) c.
Proof.
  unfold check_witness. rewrite !andb_true_iff. intros [[[[[H1 H2] _] H3] H4] H5].
  destruct (run_outputs c) as [y|] eqn:R; [|discriminate]. apply run_outputs_are in R. apply equal_numbers_same in H4.
  pose proof (same_trans _ _ _ H4 R) as S. unfold witness_holds.
  split; [apply String.eqb_eq in H1; rewrite digest_is in H1; exact H1|]. split.
  { apply all2_eqb in H2. rewrite H2. cbn [map]. rewrite map_app, map_map, size_length. cbn [map]. f_equal.
    rewrite size_length. f_equal. apply map_ext. intros l. apply size_length. }
  split.
  { apply Forall_forall. intros out Ho. rewrite forallb_forall in H3. specialize (H3 out Ho).
    apply (check_shape_sound (K := K)) in H3. rewrite size_length, Nat2Z.id in H3. exact H3. }
  split; [exact S|]. unfold check_property in H5.
  destruct (tree c) as [p|], (property_name c) as [name|], (satisfied c) as [b|], (excess c) as [e|];
    try discriminate; [|tauto].
  apply andb_true_iff in H5. destruct H5 as [N W]. apply String.eqb_eq in N. rewrite digest_is in N.
  split; [rewrite N; reflexivity|]. destruct (weigh (place c) (outputs c) p) as [[b' e']|] eqn:E; [|discriminate].
  apply andb_true_iff in W. destruct W as [B X]. apply eqb_prop in B. subst b'. apply (qeq_field (K := K)) in X.
  destruct (weigh_sound _ _ _ _ S _ _ E) as [P Q]. split; [exists b; split; [reflexivity|exact P]|].
  exists e. split; [reflexivity|]. intros r. rewrite X. apply Q.
Qed.
End Sound.

Theorem check_witness_sound : forall (K : ordered_field) c, check_witness c = true -> witness_holds (K := K) c.
Proof. intros K c. apply witness_sound. Qed.
