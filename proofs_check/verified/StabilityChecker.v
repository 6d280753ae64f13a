(** * The proved checker of certificates of A5: a network that is right on every closed ball

    [stability_holds c] is what a certificate c claims; [check_stability_sound]: what the checker accepts holds.

    Idea.  The network looks at x_1 alone, so that a ball is an interval.  Mostly it is the label at both ends, and
    affine in between, because no neuron changes sign; else the interval is cut where some do (Cuts.v). *)

From Coq Require Import ZArith QArith List Lia Setoid Bool String.
From Barriers Require Import Json Sha256 Numerals NetworkChecker Intervals Regions Cuts Settings
  InstabilityCertificates InstabilityChecker.
From Barriers Require Import OrderedFields Archimedean Networks Classification.
Import ListNotations.
Open Scope Q_scope.

Definition as_stability (certificate : json) : option setting :=
  let* claim := field "claim" certificate in let* witness := field "witness" certificate in as_setting claim witness.

(** ** What it says *)

Definition stability_holds {K : archimedean_field} (c : setting) : Prop :=
  let n := List.length (x1 c) in
  setting_holds (K := K) c /\ (2 <= n)%nat /\
  forall (a : K) k p, served c a -> (1 <= k <= n)%nat -> List.length p = inputs c ->
    (distance p (point c k) <= radius_of c)%F -> (value (the_network c) p == f a p)%F.

(** ** The checker *)

Definition reads_first (r : qrow) : bool := forallb (Qeq_bool 0) (tl (fst r)).
Definition first_only (phi : qnetwork) : bool :=
  match qhidden phi with l :: _ => forallb reads_first l | [] => false end.

(** The first layer, its biases times the denominator of a point. *)
Record prepared := { points_over : positive; ready : list (list Z * Z) }.
Definition prepare (l : zlayer) (D : positive) : prepared :=
  {| points_over := D; ready := map (fun r => (fst r, snd r * Zpos D)%Z) (zrows l) |}.

(** The layer for x and r, over the common denominator of all points so far while that has at most so many bits, else
    over that of x and r alone.  It is not prepared again while the denominator stays the same. *)
Definition most_bits : Z := 192.
Definition prepared_for (l : zlayer) (before : prepared) (x r : Q) : prepared :=
  let shared := common (common (points_over before) x) r in
  let D := if (Z.log2 (Zpos shared) <=? most_bits)%Z then shared else common (common 1 x) r in
  if (D =? points_over before)%positive then before else prepare l D.

(** The pre-activations and the value at (x + t, 0, ..., 0). *)
Definition run_at (z : znetwork) (x t : Q) : list (list Z) * Q := let u := Qred (x + t) in run z [Qnum u] (Qden u).
Definition place_on (z : znetwork) (x t : Q) : option place :=
  Some {| position := t; scale_there := Qden (Qred (x + t)); neurons_there := fst (run_at z x t) |}.
(** Whether the value is the label at all these t, and no neuron changes sign between two of them. *)
Fixpoint label_along (z : znetwork) (even : bool) (x : Q) (last : list (list Z)) (ts : list Q) : bool :=
  match ts with
  | [] => true
  | t :: ts =>
      let (p, y) := run_at z x t in
      Qeq_bool y (label_of even) && one_pattern last p && label_along z even x p ts
  end.
Definition check_ball (z : znetwork) (even : bool) (x r : Q) : bool :=
  let ts := all_cuts (place_on z x) z (- r) r in
  increasing ts &&
  match ts with
  | [] => false
  | t :: ts => let (p, y) := run_at z x t in Qeq_bool y (label_of even) && label_along z even x p ts
  end.

Section Balls.
Variables (z : znetwork) (l : zlayer) (ls : list zlayer).

(** The pre-activations and the value at (X/D, 0, ..., 0). *)
Definition run_first (m : prepared) (X : Z) : list (list Z) * Q :=
  let p := map (fun r => zdot (fst r) [X] (snd r)) (ready m) in
  let (ps, r) := run_on ls p (zden l * points_over m)%positive in
  (p :: ps, row_on (fst r) (Zpos (snd r)) (zoutput z) # (zoutden z * snd r)).

Fixpoint check_balls (r : Q) (even : bool) (xs : list Q) (before : prepared) : bool :=
  match xs with
  | [] => true
  | x :: xs =>
      let m := prepared_for l before x r in
      match over (points_over m) x, over (points_over m) r with
      | Some X, Some R =>
          let (p, y) := run_first m (X - R)%Z in
          let (p', y') := run_first m (X + R)%Z in
          if (Qeq_bool y (label_of even) && Qeq_bool y' (label_of even) && one_pattern p p') || check_ball z even x r
          then check_balls r (negb even) xs m else false
      | _, _ => false
      end
  end.
End Balls.
Definition check_stability (c : setting) : bool :=
  check_setting c && (2 <=? size (x1 c))%Z && first_only (phi c) &&
  match network_in_integers (phi c) with
  | Some z =>
      match zhidden z with l :: ls => check_balls z l ls (radius c) false (x1 c) (prepare l 1) | [] => false end
  | None => false
  end.

(** ** Soundness *)

Lemma prepared_for_is l D x r : let m := prepared_for l (prepare l D) x r in m = prepare l (points_over m).
Proof.
  unfold prepared_for. cbn [points_over prepare]. destruct (_ <=? most_bits)%Z, (_ =? D)%positive; reflexivity.
Qed.
Lemma run_first_is z l ls D X : zhidden z = l :: ls -> run_first z l ls (prepare l D) X = run z [X] D.
Proof.
  intros H. rewrite <- quick_run_is. unfold run_first, quick_run. rewrite H. cbn [ready points_over prepare].
  rewrite map_map. reflexivity.
Qed.

(** A ball is settled by its two ends, or by cuts. *)
Definition settled (z : znetwork) (even : bool) (x r : Q) : Prop :=
  (exists D X R, let low := run z [(X - R)%Z] D in let high := run z [(X + R)%Z] D in
    over D x = Some X /\ over D r = Some R /\ snd low == label_of even /\ snd high == label_of even /\
    one_pattern (fst low) (fst high) = true) \/
  check_ball z even x r = true.

Lemma check_balls_sound z l ls r xs : zhidden z = l :: ls -> forall k D,
  check_balls z l ls r (Nat.even k) xs (prepare l D) = true -> forall i, (i < List.length xs)%nat ->
  settled z (Nat.even (k + i)) (nth i xs 0) r.
Proof.
  intros Z. induction xs as [|x xs IH]; intros k D H i Hi; [simpl in Hi; lia|]. cbn [check_balls] in H.
  rewrite (prepared_for_is l D x r) in H. set (D' := points_over _) in H. cbn [points_over prepare] in H.
  destruct (over D' x) as [X|] eqn:Ex; [|discriminate]. destruct (over D' r) as [R|] eqn:Er; [|discriminate].
  rewrite !(run_first_is z l ls D' _ Z) in H.
  destruct (run z [(X - R)%Z] D') as [p y] eqn:E0, (run z [(X + R)%Z] D') as [p' y'] eqn:E1.
  destruct (_ || _) eqn:E; [|discriminate]. rewrite orb_true_iff, !andb_true_iff, !Qeq_bool_iff in E.
  destruct i as [|i].
  - rewrite Nat.add_0_r. destruct E as [E|E]; [|right; exact E]. left. exists D', X, R. cbv zeta. rewrite E0, E1. tauto.
  - rewrite Nat.negb_even, <- Nat.even_succ in H. rewrite Nat.add_succ_r. apply (IH (S k) D' H i). simpl in Hi. lia.
Qed.

Section Sound.
Context {K : archimedean_field}.
Open Scope field_scope.
Local Notation "0" := (@fzero K) : field_scope.
Local Notation "1" := (@fone K) : field_scope.
Local Notation vector := (vector K).
Local Notation label := (@label K).
Add Field K_f : (K_field K) (morphism (of_Q_morph K), constants [f_cst], setoid (K_setoid K) (K_ext K)).
Variable c : setting.
Let net : network K := the_network c.

(** The way through a ball, along e_1. *)
Definition track (x t : K) : vector := x + t :: 0 :: repeat 0 (inputs c - 2).

Lemma track_runs D x X t T : over D x = Some X -> over D t = Some T ->
  at_scale [(X + T)%Z] D (track (of_Q x) (of_Q t)).
Proof.
  intros Ex Et. apply over_value in Ex, Et.
  split; [rewrite (of_Q_eq K _ _ Ex), (of_Q_eq K _ _ Et); apply fraction_add|exact (zeros_zero (S (inputs c - 2)))].
Qed.
Lemma over_opposite D r R : over D r = Some R -> over D (- r) = Some (- R)%Z.
Proof.
  unfold over. simpl Qnum. simpl Qden. destruct (Z.eqb_spec (Qnum r * (Zpos D / QDen r) * QDen r) (Qnum r * Zpos D)) as [E|];
    [|discriminate]. intros H. injection H as <-.
  destruct (Z.eqb_spec (- Qnum r * (Zpos D / QDen r) * QDen r) (- Qnum r * Zpos D)); [f_equal; ring|nia].
Qed.
Lemma track_affine x lo hi : coordinates_affine (track x) lo hi.
Proof.
  intros [|i]; unfold track; simpl; [exists 1, x; intros t _; ring|apply affine_const].
Qed.

Lemma dot_first w (p q : vector) : forallb (Qeq_bool 0) (tl w) = true -> p <> [] -> q <> [] -> first p == first q ->
  dot (map of_Q w) p == dot (map of_Q w) q.
Proof.
  intros H Hp Hq E. destruct w as [|a w]; [reflexivity|]. destruct p as [|u p], q as [|v q]; try contradiction.
  unfold first in E. simpl in *. rewrite E.
  assert (G : forall w (x : vector), forallb (Qeq_bool 0) w = true -> dot (map of_Q w) x == 0).
  { clear. induction w as [|b w IH]; intros [|y x] H; try reflexivity. simpl in *. apply andb_true_iff in H.
    destruct H as [B H]. apply (qeq_field (K := K)) in B. rewrite <- B, (IH x H). change (of_Q 0 : K) with 0. ring. }
  rewrite (G w p H), (G w q H). reflexivity.
Qed.

Lemma value_first (p q : vector) : first_only (phi c) = true -> p <> [] -> q <> [] -> first p == first q ->
  value net p == value net q.
Proof.
  intros H Hp Hq E. unfold first_only in H. unfold net, the_network, network_of, value. cbn [hidden output].
  destruct (qhidden (phi c)) as [|l ls]; [discriminate|].
  cbn [map fold_left]. assert (S : same (relu_layer p (layer_of l)) (relu_layer q (layer_of l))).
  { unfold relu_layer, layer_of. induction l as [|n l IH]; simpl in *; constructor; apply andb_true_iff in H;
    [|apply IH, H].
    unfold affine_form. cbn [neuron_of weights bias].
    rewrite (dot_first (fst n) p q); [reflexivity|apply H|assumption|assumption|assumption]. }
  exact (value_same {| hidden := map layer_of ls; output := neuron_of (qoutput (phi c)) |} _ _ S).
Qed.

Section Cut.
Variable z : znetwork.
Hypothesis stands : network_stands z net.

Lemma run_at_stands x t : at_scale [Qnum (Qred (x + t))] (Qden (Qred (x + t))) (track (of_Q x) (of_Q t)).
Proof.
  split; [|exact (zeros_zero (S (inputs c - 2)))]. rewrite <- q_add. apply of_Q_eq.
  rewrite <- (Qred_correct (x + t)) at 1. destruct (Qred (x + t)). reflexivity.
Qed.
Lemma label_along_sound even x ts : forall p t0, fst (run_at z x t0) = p ->
  (snd (run_at z x t0) == label_of even)%Q -> label_along z even x p ts = true -> increasing (t0 :: ts) = true ->
  forall t, of_Q t0 <= t <= of_Q (last ts t0) -> value net (track (of_Q x) t) == of_Q (label_of even).
Proof.
  induction ts as [|t1 ts IH]; intros p t0 P Y H I t Ht.
  - simpl in Ht. assert (Et : t == of_Q t0) by fra.
    rewrite (value_same net _ (track (of_Q x) (of_Q t0)));
      [|unfold track; constructor; [rewrite Et; reflexivity|apply same_refl]].
    rewrite (run_value _ _ _ _ _ stands (run_at_stands x t0)). apply of_Q_eq, Y.
  - cbn [label_along] in H. destruct (run_at z x t1) as [p1 y1] eqn:R1. rewrite !andb_true_iff, Qeq_bool_iff in H.
    destruct H as [[Y1 Pt] H]. cbn [increasing] in I. destruct (qlt t0 t1) eqn:L; [|discriminate].
    apply (qlt_field (K := K)) in L. rewrite last_cons in Ht. destruct (lt_le_dec (of_Q t1) t) as [G|G].
    + apply (IH p1 t1); try assumption; [rewrite R1; reflexivity|rewrite R1; exact Y1|].
      split; [apply lt_le, G|apply Ht].
    + assert (Aff : affine_on (fun t => value net (track (of_Q x) t)) (Some (of_Q t0)) (Some (of_Q t1))).
      { apply (run_between z net (track (of_Q x)) _ _ _ _ _ _ stands (lt_le _ _ L) (track_affine _ _ _)
          (run_at_stands x t0) (run_at_stands x t1)). fold (run_at z x t0) (run_at z x t1). rewrite P, R1. exact Pt. }
      pose proof (run_value _ _ _ _ _ stands (run_at_stands x t0)) as V0.
      pose proof (run_value _ _ _ _ _ stands (run_at_stands x t1)) as V1.
      fold (run_at z x t0) in V0. fold (run_at z x t1) in V1. rewrite R1 in V1. cbn [snd] in V1.
      rewrite (of_Q_eq K _ _ Y) in V0. rewrite (of_Q_eq K _ _ Y1) in V1.
      pose proof (affine_ends _ _ _ (lt_le _ _ L) Aff t (conj (proj1 Ht) G)) as B. cbv beta in B.
      rewrite V0, V1 in B. fra.
Qed.
Lemma check_ball_sound even x : check_ball z even x (radius c) = true ->
  forall t, of_Q (- radius c) <= t <= radius_of c -> value net (track (of_Q x) t) == of_Q (label_of even).
Proof.
  unfold check_ball. rewrite andb_true_iff. intros [I H] t Ht.
  destruct (all_cuts_ends (place_on z x) z (- radius c) (radius c)) as [E0 E1].
  destruct (all_cuts _ _ _ _) as [|t0 ts]; [discriminate|]. destruct (run_at z x t0) as [p y] eqn:R.
  rewrite andb_true_iff, Qeq_bool_iff in H. destruct H as [Y H]. simpl hd in E0. subst t0. rewrite last_cons in E1.
  apply (label_along_sound even x ts p (- radius c)); try assumption; [rewrite R; reflexivity|rewrite R; exact Y|].
  rewrite E1. exact Ht.
Qed.
End Cut.

Theorem stability_sound : check_stability c = true -> stability_holds (K := K) c.
Proof.
  unfold check_stability. rewrite !andb_true_iff. intros [[[Cs C2] Cf] Cb].
  destruct (network_in_integers (phi c)) as [z|] eqn:Z; [|discriminate].
  apply (network_in_integers_stands (K := K)) in Z.
  pose proof (check_setting_sound (K := K) c Cs) as St. split; [exact St|]. apply Z.leb_le in C2.
  rewrite size_length in C2.
  split; [lia|]. intros a k p S Hk Hl Hp. unfold check_setting in Cs. rewrite !andb_true_iff in Cs.
  destruct Cs as [[_ D] P].
  pose proof (two_inputs c D) as Two. pose proof (delta_radius (K := K) c D) as R.
  rewrite (label_on_ball c D P a k p S Hk Hl Hp). set (x := nth (k - 1) (x1 c) 0%Q).
  assert (Hf : fabs (first p - of_Q x) <= radius_of c).
  { destruct p as [|u p]; [simpl in Hl; lia|]. eapply le_trans; [apply distance_first|exact Hp]. }
  change false with (Nat.even 1) in Cb. destruct (zhidden z) as [|l ls] eqn:Hl'; [discriminate|].
  pose proof (check_balls_sound z l ls _ _ Hl' _ _ Cb (k - 1)%nat ltac:(lia)) as B0.
  fold x in B0. replace (1 + (k - 1))%nat with k in B0 by lia.
  assert (N : (of_Q (- radius c)%Q : K) == - radius_of c) by apply q_opp. fold (radius_of (K := K) c) in *.
  assert (Le : (of_Q (- radius c)%Q : K) <= radius_of c) by (rewrite N; fra).
  assert (Vp : value net p == value net (track (of_Q x) (first p - of_Q x))).
  { apply value_first; [exact Cf|destruct p; [simpl in Hl; lia|discriminate]|discriminate|].
    unfold track, first. simpl. ring. }
  fold net. rewrite Vp. apply abs_le_condition in Hf. rewrite <- N in Hf. rewrite <- label_even.
  destruct B0 as [(D' & X & R' & Ex & Er & Y0 & Y1 & Pt)|B0]; [|apply (check_ball_sound z Z _ _ B0), Hf].
  pose proof (track_runs _ _ _ _ _ Ex Er) as T1.
  pose proof (track_runs _ _ _ _ _ Ex (over_opposite _ _ _ Er)) as T0. rewrite Z.add_opp_r in T0.
  pose proof (run_value _ _ _ _ _ Z T0) as V0. pose proof (run_value _ _ _ _ _ Z T1) as V1.
  rewrite (of_Q_eq K _ _ Y0) in V0. rewrite (of_Q_eq K _ _ Y1) in V1. fold (radius_of (K := K) c) in V1.
  assert (Aff : affine_on (fun t => value net (track (of_Q x) t)) (Some (of_Q (- radius c)%Q)) (Some (radius_of c))).
  { apply (run_between z net (track (of_Q x)) _ _ _ _ _ _ Z Le (track_affine _ _ _) T0 T1 Pt). }
  pose proof (affine_ends _ _ _ Le Aff (first p - of_Q x) Hf) as B. cbv beta in B. fold net in V0, V1.
  change (network_of (phi c) : network K) with net in V0, V1. rewrite V0, V1 in B. fra.
Qed.
End Sound.

Theorem check_stability_sound : forall (K : archimedean_field) c, check_stability c = true ->
  stability_holds (K := K) c.
Proof. intros K c. apply stability_sound. Qed.
