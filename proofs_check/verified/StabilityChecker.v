(** * The proved checker of certificates of A5: a network that is right on every closed ball

    [stability_holds c] is what a certificate c claims; [check_stability_sound]: what the checker accepts holds.

    Idea.  The network looks at x_1 alone, so that a ball is an interval.  It is the label at both ends, and affine in
    between, because no neuron changes sign. *)

From Coq Require Import ZArith QArith List Lia Setoid Bool String.
From Barriers Require Import Json Sha256 Numerals NetworkChecker Intervals Regions Settings
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

Fixpoint check_balls (z : znetwork) (r : Q) (even : bool) (xs : list Q) (m : memory) : bool :=
  match xs with
  | [] => true
  | x :: xs =>
      match evaluate z m x (- r) 0 with
      | Some ((p, y), m) =>
          match evaluate z m x r 0 with
          | Some ((p', y'), m) =>
              if Qeq_bool y (label_of even) && Qeq_bool y' (label_of even) && one_pattern p p'
              then check_balls z r (negb even) xs m else false
          | None => false
          end
      | None => false
      end
  end.
Definition check_stability (c : setting) : bool :=
  check_setting c && (2 <=? size (x1 c))%Z && first_only (phi c) &&
  match network_in_integers (phi c) with Some z => check_balls z (radius c) false (x1 c) nothing | None => false end.

(** ** Soundness *)

Lemma check_balls_sound z r xs : forall k m, remembers z m -> check_balls z r (Nat.even k) xs m = true ->
  forall i, (i < List.length xs)%nat ->
  exists p y p' y', at_point z (nth i xs 0) (- r) 0 = Some (p, y) /\ at_point z (nth i xs 0) r 0 = Some (p', y') /\
    y == label_of (Nat.even (k + i)) /\ y' == label_of (Nat.even (k + i)) /\ one_pattern p p' = true.
Proof.
  induction xs as [|x xs IH]; intros k m M H i Hi; [simpl in Hi; lia|]. cbn [check_balls] in H.
  destruct (evaluate z m x (- r) 0) as [[[p y] m0]|] eqn:E0; [|discriminate].
  apply evaluate_spec in E0; [|exact M]. destruct E0 as [E0 M0].
  destruct (evaluate z m0 x r 0) as [[[p' y'] m1]|] eqn:E1; [|discriminate].
  apply evaluate_spec in E1; [|exact M0]. destruct E1 as [E1 M1].
  destruct (Qeq_bool y _ && _ && _) eqn:E; [|discriminate]. rewrite !andb_true_iff, !Qeq_bool_iff in E.
  destruct i as [|i].
  - exists (map (map Z.sgn) p), y, (map (map Z.sgn) p'), y'. rewrite Nat.add_0_r. simpl nth.
    pose proof (one_pattern_signed (p, y) (p', y')) as S. simpl fst in S. rewrite S. tauto.
  - rewrite Nat.negb_even, <- Nat.even_succ in H. rewrite Nat.add_succ_r. apply (IH (S k) m1 M1 H i). simpl in Hi. lia.
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

Lemma track_runs z x t r : at_point z x t 0 = Some r ->
  exists v s, r = signed (run z v s) /\ at_scale v s (track (of_Q x) (of_Q t)).
Proof.
  intros H. destruct (at_point_runs (K := K) _ _ _ _ _ H) as [v [s [E A]]]. exists v, s. split; [exact E|].
  apply A; [symmetry; apply q_add|reflexivity|apply zeros_zero].
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
  change false with (Nat.even 1) in Cb.
  destruct (check_balls_sound _ _ _ _ _ (nothing_remembers z) Cb (k - 1)%nat)
    as (p0 & y0 & p1 & y1 & A0 & A1 & Y0 & Y1 & Pt); [lia|].
  fold x in A0, A1. replace (1 + (k - 1))%nat with k in Y0, Y1 by lia.
  destruct (track_runs _ _ _ _ A0) as [v0 [s0 [E0 T0]]], (track_runs _ _ _ _ A1) as [v1 [s1 [E1 T1]]].
  pose proof (run_value _ _ _ _ _ Z T0) as V0. pose proof (run_value _ _ _ _ _ Z T1) as V1.
  assert (S0 : y0 = snd (run z v0 s0)) by (injection E0; auto).
  assert (S1 : y1 = snd (run z v1 s1)) by (injection E1; auto).
  rewrite <- S0 in V0. rewrite <- S1 in V1.
  rewrite (of_Q_eq K _ _ Y0), label_even in V0. rewrite (of_Q_eq K _ _ Y1), label_even in V1.
  assert (N : (of_Q (- radius c)%Q : K) == - radius_of c) by apply q_opp. fold (radius_of (K := K) c) in *.
  assert (Le : (of_Q (- radius c)%Q : K) <= radius_of c) by (rewrite N; fra).
  assert (Aff : affine_on (fun t => value net (track (of_Q x) t)) (Some (of_Q (- radius c)%Q)) (Some (radius_of c))).
  { apply (run_between z net (track (of_Q x)) _ _ v0 s0 v1 s1); auto; [apply track_affine|].
    rewrite <- one_pattern_signed, <- E0, <- E1. exact Pt. }
  assert (Vp : value net p == value net (track (of_Q x) (first p - of_Q x))).
  { apply value_first; [exact Cf|destruct p; [simpl in Hl; lia|discriminate]|discriminate|].
    unfold track, first. simpl. ring. }
  fold net. rewrite Vp. apply abs_le_condition in Hf. rewrite <- N in Hf.
  pose proof (affine_ends _ _ _ Le Aff (first p - of_Q x) Hf) as B. cbv beta in B. fold net in V0, V1.
  change (network_of (phi c) : network K) with net in V0, V1. rewrite V0, V1 in B. fra.
Qed.
End Sound.

Theorem check_stability_sound : forall (K : archimedean_field) c, check_stability c = true ->
  stability_holds (K := K) c.
Proof. intros K c. apply stability_sound. Qed.
