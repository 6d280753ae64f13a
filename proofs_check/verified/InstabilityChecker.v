(** * The proved checker of certificates of A3 and A4: what it accepts holds

    Idea.  The interval of t is cut where neurons change sign (Cuts.v).  Between two neighbouring cuts none does, so the
    output is affine in t and lies between the two outputs there, which are on one side of what is right. *)

From Coq Require Import ZArith QArith Qabs Qminmax List Sorted Lia Lqa Setoid Bool String.
From Barriers Require Import Json Sha256 Numerals NetworkChecker Intervals Regions Cuts Settings
  InstabilityCertificates.
From Barriers Require Import OrderedFields Archimedean Networks Classification Alternation Instability.
Import ListNotations.
Open Scope Q_scope.

(** ** Points *)

Lemma at_point_runs {K : ordered_field} z x t tiny r : at_point z x t tiny = Some r ->
  exists v s, r = signed (run z v s) /\ forall (q y : K) rest, (q == of_Q (x + t)%Q)%F -> (y == of_Q tiny)%F ->
    Forall (fun e => (e == fzero)%F) rest -> at_scale v s (q :: y :: rest).
Proof.
  unfold at_point. set (D := common _ _). clearbody D. intros H. unbind H zx Ex. unbind H zt Et. unbind H zy Ey.
  injection H as <-.
  exists [(zx + zt)%Z; zy], D. split; [reflexivity|]. intros q y rest Eq Ey' F. apply over_value in Ex, Et, Ey.
  split; [|split; [|exact F]].
  - rewrite Eq, q_add, (of_Q_eq K _ _ Ex), (of_Q_eq K _ _ Et). apply fraction_add.
  - rewrite Ey'. apply of_Q_eq, Ey.
Qed.

(** What is remembered changes nothing. *)
Lemma evaluate_spec z m x t tiny r m' : remembers z m -> evaluate z m x t tiny = Some (r, m') ->
  at_point z x t tiny = Some (signed r) /\ remembers z m'.
Proof.
  unfold evaluate, at_point. intros M H. unbind H zx Ex. unbind H zt Et. unbind H zy Ey. rewrite Ex, Et, Ey. simpl.
  destruct (recall_spec z m (zx + zt) zy (common (common (common 1 x) t) tiny) M) as [R M']. injection H as H.
  rewrite H in R, M'. simpl in R, M'. rewrite R. split; [reflexivity|exact M'].
Qed.
Definition both_remember (z : znetwork) (ms : memories) : Prop := remembers z (fst ms) /\ remembers z (snd ms).
Lemma of_label_remembers z even ms : both_remember z ms -> remembers z (of_label even ms).
Proof. intros [H0 H1]. destruct even; assumption. Qed.
Lemma put_label_remembers z even m ms : remembers z m -> both_remember z ms -> both_remember z (put_label even m ms).
Proof. intros H [H0 H1]. destruct even; split; assumption. Qed.

Lemma Forall2_weaken {A B} (R R' : A -> B -> Prop) : (forall a b, R a b -> R' a b) ->
  forall l l', Forall2 R l l' -> Forall2 R' l l'.
Proof. intros H l l' F. induction F; constructor; auto. Qed.

Lemma select_spec xs : forall k even ids acc points, select k even xs ids acc = Some points ->
  exists found, points = (rev acc ++ found)%list /\ StronglySorted Z.lt ids /\
    Forall2 (fun i p => (k <= i < k + Z.of_nat (List.length xs))%Z /\
      fst p = xorb even (Nat.odd (Z.to_nat (i - k))) /\ snd p = nth (Z.to_nat (i - k)) xs 0) ids found.
Proof.
  induction xs as [|x xs IH]; intros k even ids acc points H; destruct ids as [|i ids]; try discriminate.
  1, 2: injection H as <-; exists []; unfold rev'; rewrite <- rev_alt, app_nil_r; repeat constructor.
  simpl in H. destruct (Z.eqb_spec i k) as [->|N].
  - destruct (IH _ _ _ _ _ H) as [found [-> [Up F]]]. exists ((even, x) :: found).
    split; [simpl; rewrite <- app_assoc; reflexivity|]. split.
    + constructor; [exact Up|]. apply Forall_forall. intros j Hj.
      clear - F Hj. induction F as [|i p ids found [L _] F IH]; [contradiction|]. destruct Hj as [<-|Hj]; [lia|auto].
    + constructor.
      * rewrite Z.sub_diag. simpl. rewrite xorb_false_r. repeat split; lia.
      * revert F. apply Forall2_weaken. intros j p [L [E1 E2]].
      replace (Z.to_nat (j - k)) with (S (Z.to_nat (j - (k + 1)))) by lia.
        rewrite Nat.odd_succ, <- Nat.negb_odd. cbn [nth]. split; [simpl List.length; lia|]. split; [|exact E2].
        rewrite E1. destruct even, (Nat.odd _); reflexivity.
  - destruct (IH _ _ _ _ _ H) as [found [-> [Up F]]]. exists found. split; [reflexivity|]. split; [exact Up|].
    revert F. apply Forall2_weaken. intros j p [L [E1 E2]].
    replace (Z.to_nat (j - k)) with (S (Z.to_nat (j - (k + 1)))) by lia.
    rewrite Nat.odd_succ, <- Nat.negb_odd. cbn [nth]. split; [simpl List.length; lia|]. split; [|exact E2].
    rewrite E1. destruct even, (Nat.odd _); reflexivity.
Qed.

Lemma last_cons (ts : list Q) : forall t d, last (t :: ts) d = last ts t.
Proof.
  induction ts as [|y ts IH]; intros t d; [reflexivity|]. change (last (y :: ts) d = last (y :: ts) t).
  rewrite !IH. reflexivity.
Qed.

Section Sound.
Context {K : archimedean_field}.
Open Scope field_scope.
Local Notation "0" := (@fzero K) : field_scope.
Local Notation "1" := (@fone K) : field_scope.
Local Notation label := (@label K).
Local Notation vector := (vector K).
Add Field K_f : (K_field K) (morphism (of_Q_morph K), constants [f_cst], setoid (K_setoid K) (K_ext K)).
Implicit Types (t a : K) (g : K -> K).
Variable c : instability.
Variable z : znetwork.
Let b := about c.
Let n := List.length (x1 b).
Let qx (k : nat) : Q := nth (k - 1) (x1 b) 0%Q.
Let net : network K := the_network b.
Hypothesis stands : network_stands z net.

Definition path (k : nat) (t : K) : vector := add (point b k) (vector_at c t).

Lemma zeros_zero m : Forall (fun e => e == 0) (repeat 0 m).
Proof. induction m; simpl; constructor; [reflexivity|assumption]. Qed.
Lemma zeros_added m : Forall (fun e => e == 0) (add (repeat 0 m) (repeat 0 m)).
Proof. induction m; simpl; constructor; [ring|assumption]. Qed.

Lemma path_affine k lo hi : coordinates_affine (path k) lo hi.
Proof.
  intros [|[|i]]; unfold path, point, vector_at, eta; simpl.
  - exists 1, (abscissa_of b k). intros t _. ring.
  - apply affine_const.
  - apply affine_const.
Qed.

Lemma label_even k : of_Q (label_of (Nat.even k)) == label k.
Proof. unfold label_of, Classification.label. destruct (Nat.even k); reflexivity. Qed.

(** At the k-th point, moved by t = q. *)
Definition moved (k : nat) (q : Q) : option (list (list Z) * Q) := at_point z (qx k) q (tiny c (Nat.even k)).

Lemma moved_runs k q r : moved k q = Some r ->
  exists v s, r = signed (run z v s) /\ at_scale v s (path k (of_Q q)).
Proof.
  intros H. destruct (at_point_runs (K := K) _ _ _ _ _ H) as [v [s [E A]]]. exists v, s. split; [exact E|]. apply A.
  - rewrite q_add. reflexivity.
  - unfold tiny. rewrite q_mul, q_sub, label_even. fold b. fold (delta_of (K := K) b).
    change (of_Q (inject_Z (shift c)) : K) with (shift_of (K := K) c). ring.
  - apply zeros_added.
Qed.

Lemma unmoved_runs k w ms ms' : both_remember z ms -> fails_unmoved c z (Nat.even k) (qx k) ms = Some (w, ms') ->
  if w then exists low, off (right c (Nat.even k)) low (value net (point b k))
  else is_right (right c (Nat.even k)) (value net (point b k)).
Proof.
  intros M H. unbind H r E. destruct r as [[p y] m]. injection H as <- _.
  apply evaluate_spec in E; [|apply of_label_remembers, M]. destruct E as [E _].
  destruct (at_point_runs (K := K) _ _ _ _ _ E) as [v [s [R A]]]. injection R as _ ->.
  assert (V : value net (point b k) == of_Q (snd (run z v s))).
  { apply (run_value z); [exact stands|]. apply A; [|rewrite q_mul, label_even; reflexivity|apply zeros_zero].
    rewrite q_add. change (of_Q 0 : K) with 0. fold (abscissa_of (K := K) b k). unfold abscissa_of. fold (qx k). ring. }
  symmetry in V. destruct (side _ (snd _)) as [low|] eqn:S.
  - exists low. apply (off_same _ _ _ _ V), side_off, S.
  - apply (right_same _ _ _ V), side_right, S.
Qed.

(** ** From cut to cut *)

Lemma between_cuts k low q0 q1 p0 y0 p1 y1 : (of_Q q0 : K) < of_Q q1 ->
  moved k q0 = Some (p0, y0) -> moved k q1 = Some (p1, y1) ->
  side (right c (Nat.even k)) y0 = Some low -> side (right c (Nat.even k)) y1 = Some low -> one_pattern p0 p1 = true ->
  forall t, of_Q q0 <= t <= of_Q q1 -> off (right c (Nat.even k)) low (value net (path k t)).
Proof.
  intros L M0 M1 S0 S1 Pt t Ht. destruct (moved_runs _ _ _ M0) as [v0 [s0 [E0 A0]]], (moved_runs _ _ _ M1) as [v1 [s1
    [E1 A1]]].
  pose proof (run_value _ _ _ _ _ stands A0) as V0. pose proof (run_value _ _ _ _ _ stands A1) as V1.
  assert (Aff : affine_on (fun t => value net (path k t)) (Some (of_Q q0)) (Some (of_Q q1))).
  { apply (run_between z net (path k) _ _ v0 s0 v1 s1); auto; [apply lt_le, L|apply path_affine|].
    rewrite <- one_pattern_signed, <- E0, <- E1. exact Pt. }
  apply (off_between _ _ (value net (path k (of_Q q0))) _ (value net (path k (of_Q q1)))).
  - apply (affine_ends (fun t => value net (path k t)) (of_Q q0) (of_Q q1)); [apply lt_le, L|exact Aff|exact Ht].
  - apply (off_same _ _ (of_Q y0)); [rewrite V0; injection E0 as _ ->; reflexivity|apply side_off, S0].
  - apply (off_same _ _ (of_Q y1)); [rewrite V1; injection E1 as _ ->; reflexivity|apply side_off, S1].
Qed.

Lemma check_cuts_sound k low ts : forall q0 p0 y0 m m', moved k q0 = Some (signed (p0, y0)) ->
  side (right c (Nat.even k)) y0 = Some low -> remembers z m ->
  check_cuts c z (Nat.even k) (qx k) low p0 ts m = Some m' -> increasing (q0 :: ts) = true ->
  remembers z m' /\
  forall t, of_Q q0 <= t <= of_Q (last ts q0) -> off (right c (Nat.even k)) low (value net (path k t)).
Proof.
  induction ts as [|q1 ts IH]; intros q0 p0 y0 m m' M S Me C I.
  - injection C as <-. split; [exact Me|]. intros t Ht. simpl in Ht.
    destruct (moved_runs _ _ _ M) as [v [s [E A]]]. pose proof (run_value _ _ _ _ _ stands A) as V.
    apply (off_same _ _ (of_Q y0)); [|apply side_off, S]. injection E as _ ->. rewrite <- V.
    apply value_same.
    unfold path, point, vector_at, eta. simpl. constructor; [|apply same_refl].
    assert (Et : t == of_Q q0) by fra. rewrite Et. reflexivity.
  - cbn [check_cuts] in C. unbind C r M1. destruct r as [[p1 y1] m1]. unbind C low' S1.
    destruct (Bool.eqb low low') eqn:E; [|discriminate]. apply eqb_prop in E. subst low'.
    destruct (one_pattern p0 p1) eqn:Pt; [|discriminate]. cbn [andb] in C.
    change (one_pattern (fst (p0, y0)) (fst (p1, y1)) = true) in Pt. apply evaluate_spec in M1; [|exact Me].
    destruct M1 as [M1 Me1].
    cbn [increasing] in I. destruct (qlt q0 q1) eqn:L; [|discriminate]. apply (qlt_field (K := K)) in L.
    destruct (IH q1 p1 y1 m1 m' M1 S1 Me1 C I) as [Me' F]. split; [exact Me'|]. intros t Ht.
    rewrite last_cons in Ht. destruct (lt_le_dec (of_Q q1) t) as [G|G].
    + apply F. split; [apply lt_le, G|apply Ht].
    + rewrite <- (one_pattern_signed (p0, y0) (p1, y1)) in Pt.
      apply (between_cuts k low q0 q1 _ y0 _ y1 L M M1 S S1 Pt). split; [apply Ht|exact G].
Qed.

Lemma check_along_sound k ts m m' : remembers z m -> check_along c z (Nat.even k) (qx k) ts m = Some m' ->
  remembers z m' /\ forall t, of_Q (hd 0%Q ts) <= t <= of_Q (last ts 0%Q) ->
    ~ is_right (right c (Nat.even k)) (value net (path k t)).
Proof.
  unfold check_along. intros Me C. destruct ts as [|q0 ts]; [discriminate|].
  destruct (increasing (q0 :: ts)) eqn:I; [|discriminate].
  unbind C r M. destruct r as [[p0 y0] m0]. unbind C from Sd. apply evaluate_spec in M; [|exact Me].
  destruct M as [M Me0]. destruct (check_cuts_sound k from ts q0 p0 y0 m0 m' M Sd Me0 C I) as [Me' F].
  split; [exact Me'|]. intros t Ht. rewrite last_cons in Ht. apply (off_wrong _ from), F, Ht.
Qed.

Lemma check_point_sound k m m' : remembers z m -> check_point c z (Nat.even k, qx k) m = Some m' ->
  remembers z m' /\ forall t, meant c t -> ~ is_right (right c (Nat.even k)) (value net (path k t)).
Proof.
  unfold check_point, meant, first_t, last_t. intros Me C. destruct (qlt (t_first c) (t_last c)) eqn:L.
  - destruct (check_along c z (Nat.even k) (qx k) [t_first c; t_last c] m) as [m1|] eqn:C1.
    + injection C as <-. exact (check_along_sound k _ m m1 Me C1).
    + destruct (check_along_sound k _ m m' Me C) as [Me' F]. split; [exact Me'|]. intros t Ht. apply F.
      destruct (all_cuts_ends (place_at c z (Nat.even k) (qx k)) z (t_first c) (t_last c)) as [-> ->]. exact Ht.
  - destruct (check_along_sound k _ m m' Me C) as [Me' F]. split; [exact Me'|]. intros t Ht. apply F.
    assert (G : (t_last c <= t_first c)%Q).
    { apply Qnot_lt_le. rewrite <- qlt_iff, L. discriminate. }
    apply (of_Q_le K) in G. simpl. fra.
Qed.

Lemma check_points_sound ks : forall ms, both_remember z ms ->
  check_points c z (map (fun k => (Nat.even k, qx k)) ks) ms = true ->
  Forall (fun k => forall t, meant c t -> ~ is_right (right c (Nat.even k)) (value net (path k t))) ks.
Proof.
  induction ks as [|k ks IH]; intros ms Me C; constructor; cbn [map check_points fst] in C;
    (destruct (check_point c z _ _) as [m|] eqn:P; [|discriminate]);
    destruct (check_point_sound k _ _ (of_label_remembers _ _ _ Me) P) as [Me' F]; [exact F|].
  apply (IH _ (put_label_remembers _ _ _ _ Me' Me) C).
Qed.

(** ** What is right, and what fails *)

Lemma wrong_fails g a k p : describes g (right0 c) (right1 c) -> f a p = label k ->
  ~ is_right (right c (Nat.even k)) (value net p) -> fails g net a p = true.
Proof.
  intros [G0 G1] Lb W. unfold fails. rewrite Lb. apply le_bool_iff. unfold right, Classification.label in *.
  destruct (Nat.even k); [rewrite G1 in W | rewrite G0 in W]; apply le_not_lt; exact W.
Qed.
Lemma right_passes g a k p : describes g (right0 c) (right1 c) -> f a p = label k ->
  is_right (right c (Nat.even k)) (value net p) -> fails g net a p = false.
Proof.
  intros [G0 G1] Lb W. unfold fails. rewrite Lb. apply not_true_iff_false. rewrite le_bool_iff.
  unfold right, Classification.label in *. destruct (Nat.even k); [rewrite G1 in W | rewrite G0 in W]; fra.
Qed.

Lemma unmoved_fails g a k w ms ms' : describes g (right0 c) (right1 c) -> f a (point b k) = label k ->
  both_remember z ms -> fails_unmoved c z (Nat.even k) (qx k) ms = Some (w, ms') -> fails g net a (point b k) = w.
Proof.
  intros G Lb M H. pose proof (unmoved_runs k w ms ms' M H) as R. destruct w.
  - destruct R as [low O]. apply (wrong_fails g a k); auto. apply (off_wrong _ low), O.
  - apply (right_passes g a k); auto.
Qed.
End Sound.

(** ** Counting *)

Section Counting.
Variable c : instability.
Variable z : znetwork.

Lemma unmoved_remembers even x ms w ms' : both_remember z ms -> fails_unmoved c z even x ms = Some (w, ms') ->
  both_remember z ms'.
Proof.
  intros M H. unbind H r E. destruct r as [[p y] m]. injection H as _ <-.
  apply evaluate_spec in E; [|apply of_label_remembers, M]. apply put_label_remembers; [apply E|exact M].
Qed.

(** Whatever is remembered, w is said of the point. *)
Definition says (even : bool) (x : Q) (w : bool) : Prop :=
  exists ms ms', both_remember z ms /\ fails_unmoved c z even x ms = Some (w, ms').

Lemma tally_spec (A : nat -> bool) xs : forall k m ms r, both_remember z ms ->
  (forall i w, (i < List.length xs)%nat -> says (Nat.even (k + i)) (nth i xs 0) w -> A (k + i)%nat = w) ->
  tally c z (Nat.even k) xs m ms = Some r -> r = (m + Z.of_nat (List.length (filter A (seq k (List.length xs)))))%Z.
Proof.
  induction xs as [|y xs IH]; intros k m ms r M H T; [injection T as <-; simpl; lia|]. cbn [tally] in T. unbind T w E.
  destruct w as [w ms']. pose proof (unmoved_remembers _ _ _ _ _ M E) as M'.
  pose proof (H O w) as H0. rewrite Nat.add_0_r in H0.
  specialize (H0 ltac:(simpl; lia) (ex_intro _ ms (ex_intro _ ms' (conj M E)))).
  rewrite Nat.negb_even, <- Nat.even_succ in T. apply (IH _ _ _ _ M') in T.
  - rewrite T. cbn [List.length seq filter]. rewrite H0. destruct w; [cbn [List.length]|]; lia.
  - intros i w' Hi Hw. specialize (H (S i) w'). rewrite Nat.add_succ_r in H. apply H; [simpl; lia|exact Hw].
Qed.

Lemma tally_right_spec (A : nat -> bool) ids points : forall m ms r, both_remember z ms ->
  Forall2 (fun i p => forall w, says (fst p) (snd p) w -> A (Z.to_nat i) = w) ids points ->
  tally_right c z points m ms = Some r ->
  r = (m + Z.of_nat (List.length (filter (fun i => negb (A (Z.to_nat i))) ids)))%Z.
Proof.
  intros m ms r M F. revert m ms M.
  induction F as [|i [even y] ids points H _ IH]; intros m ms M T; [injection T as <-; simpl; lia|].
  cbn [tally_right] in T. unbind T w E. destruct w as [w ms']. pose proof (unmoved_remembers _ _ _ _ _ M E) as M'.
  specialize (H w (ex_intro _ ms (ex_intro _ ms' (conj M E)))).
  apply (IH _ _ M') in T. rewrite T. cbn [filter]. rewrite H. destruct w; cbn [negb List.length]; lia.
Qed.
End Counting.

(** ** The perturbation *)

Section Perturbation.
Context {K : archimedean_field}.
Open Scope field_scope.
Local Notation "0" := (@fzero K) : field_scope.
Local Notation "1" := (@fone K) : field_scope.
Add Field K_g : (K_field K) (morphism (of_Q_morph K), constants [f_cst], setoid (K_setoid K) (K_ext K)).

Lemma norm_eta_is d (delta s t : K) : 0 <= delta -> s == 0 \/ s == 1 ->
  norm (eta d delta s t) == fmax (fabs t) (s * delta).
Proof.
  intros Hd Hs. unfold norm, eta. cbn [List.length repeat distance].
  assert (D : forall m, distance (repeat 0 m) (repeat 0 (List.length (repeat 0 m))) == 0).
  { induction m as [|m IH]; cbn [repeat List.length distance]; [reflexivity|]. rewrite IH.
    setoid_replace (0 - 0) with 0 by ring. pose proof (abs_spec 0). pose proof (max_spec (fabs 0) 0). fra. }
  rewrite (D (d - 2)%nat). setoid_replace (t - 0) with t by ring.
  setoid_replace (- (s * delta) - 0) with (- (s * delta)) by ring.
  assert (P : 0 <= s * delta) by (destruct Hs as [E|E]; rewrite E; fra).
  pose proof (abs_spec (- (s * delta))) as A. pose proof (max_spec (fabs (- (s * delta))) 0) as M.
  assert (E : fmax (fabs (- (s * delta))) 0 == s * delta) by fra. rewrite E. reflexivity.
Qed.

Variable c : instability.
Hypothesis perturbation : check_perturbation c = true.
Hypothesis data : check_data (about c) = true.

Lemma shift_0_1 : (shift c = 0 \/ shift c = 1)%Z.
Proof.
  unfold check_perturbation in perturbation. rewrite !andb_true_iff in perturbation.
  destruct perturbation as [[[[[[S _] _] _] _] _] _]. apply orb_true_iff in S. rewrite !Z.eqb_eq in S. exact S.
Qed.
Lemma shift_field : (shift_of c : K) == 0 \/ (shift_of c : K) == 1.
Proof. unfold shift_of. destruct shift_0_1 as [-> | ->]; [left|right]; reflexivity. Qed.

Lemma cuts_increase : increasing (cuts c) = true.
Proof.
  unfold check_perturbation in perturbation. rewrite !andb_true_iff in perturbation. tauto.
Qed.
Lemma cuts_span : (hd 0%Q (cuts c) == t_first c)%Q /\ (last (cuts c) 0%Q == t_last c)%Q.
Proof.
  unfold check_perturbation in perturbation. rewrite !andb_true_iff in perturbation.
  destruct perturbation as [[[[[[_ S] _] _] _] _] _]. destruct (cuts c) as [|t ts]; [discriminate|].
  rewrite last_cons in *. apply andb_true_iff in S. rewrite !Qeq_bool_iff in S. exact S.
Qed.
Lemma cuts_ordered : (t_first c <= t_last c)%Q.
Proof.
  destruct cuts_span as [E1 E2]. rewrite <- E1, <- E2. pose proof cuts_increase as I. clear E1 E2.
  destruct (cuts c) as [|t ts]; [simpl; apply Qle_refl|]. rewrite last_cons. simpl hd. revert t I.
  induction ts as [|u ts IH]; intros t I; [simpl; apply Qle_refl|]. rewrite last_cons. cbn [increasing] in I.
  destruct (qlt t u) eqn:L; [|discriminate]. apply qlt_iff in L. specialize (IH u I). lra.
Qed.
Lemma cuts_inside : (- radius (about c) < t_first c)%Q /\ (t_last c < radius (about c))%Q.
Proof.
  unfold check_perturbation in perturbation. rewrite !andb_true_iff, !qlt_iff in perturbation. tauto.
Qed.

Lemma meant_inside (t : K) : meant c t -> - radius_of (about c) < t /\ t < radius_of (about c).
Proof.
  intros [H1 H2]. destruct cuts_inside as [L U]. apply (of_Q_lt K) in L, U. rewrite q_opp in L.
  unfold first_t, last_t in *. unfold radius_of. split; fra.
Qed.

Lemma vector_short (t : K) : meant c t -> norm (vector_at c t) <= radius_of (about c).
Proof.
  intros Ht. pose proof (delta_radius (K := K) (about c) data) as D. pose proof (meant_inside t Ht) as I.
  unfold vector_at.
  rewrite norm_eta_is by (try apply shift_field; fra). apply max_lub.
  - apply abs_le_condition. fra.
  - destruct shift_field as [E|E]; rewrite E; fra.
Qed.

(** The t next to 0. *)
Let near : Q := Qmax (t_first c) (Qmin (t_last c) 0).
Lemma near_cases : (near == t_last c /\ t_last c < 0 \/ near == 0 /\ t_first c <= 0 <= t_last c \/
  near == t_first c /\ 0 < t_first c)%Q.
Proof.
  pose proof cuts_ordered as L. unfold near. destruct (Q.min_spec (t_last c) 0) as [[H ->]|[H ->]].
  - rewrite Q.max_r by exact L. left. lra.
  - destruct (Q.max_spec (t_first c) 0) as [[G ->]|[G ->]]; [right; left; lra|].
    destruct (Qlt_le_dec 0 (t_first c)); right; [right|left]; lra.
Qed.
Lemma nearest : meant c (of_Q near : K) /\ forall t' : K, meant c t' -> fabs (of_Q near) <= fabs t'.
Proof.
  pose proof near_cases as C. pose proof cuts_ordered as L. unfold meant, first_t, last_t. split.
  - split; apply of_Q_le; lra.
  - intros t' Ht. destruct C as [[E H]|[[E H]|[E H]]]; apply (of_Q_eq K) in E; rewrite E.
    + apply (of_Q_lt K) in H. change (of_Q 0 : K) with 0 in H. pose proof (abs_spec (of_Q (t_last c) : K)).
      pose proof (abs_spec t'). fra.
    + change (of_Q 0 : K) with 0. pose proof (abs_spec 0). pose proof (abs_spec t'). fra.
    + apply (of_Q_lt K) in H. change (of_Q 0 : K) with 0 in H. pose proof (abs_spec (of_Q (t_first c) : K)).
      pose proof (abs_spec t'). fra.
Qed.

Lemma eta_is_shortest : exists t : K, meant c t /\ same (map of_Q (eta_shown c)) (vector_at c t) /\
  of_Q (eta_norm c) == norm (vector_at c t) /\ forall t', meant c t' -> fabs t <= fabs t'.
Proof.
  exists (of_Q near). destruct nearest as [N1 N2].
  pose proof (delta_radius (K := K) (about c) data) as D. pose proof (two_inputs (about c) data) as Two.
  split; [exact N1|]. pose proof shift_field as SK. unfold check_perturbation in perturbation.
  fold near in perturbation.
  rewrite !andb_true_iff in perturbation. destruct perturbation as [[_ Sh] Nm]. split; [|split; [|exact N2]].
  - destruct (eta_shown c) as [|e1 [|e2 rest]]; try discriminate. rewrite !andb_true_iff, Z.eqb_eq in Sh.
    destruct Sh as [[[E1 E2] F] Sz]. apply (qeq_field (K := K)) in E1, E2. rewrite q_opp, q_mul in E2.
    unfold vector_at, eta. constructor; [exact E1|]. constructor; [exact E2|].
    rewrite size_length in Sz. simpl List.length in Sz.
    replace (inputs (about c) - 2)%nat with (List.length rest) by (unfold inputs; lia). clear - F.
    induction rest as [|e rest IH]; simpl in *; [constructor|]. apply andb_true_iff in F. destruct F as [E F].
    constructor; [symmetry; exact (qeq_field (K := K) 0 e E)|exact (IH F)].
  - apply Qeq_bool_iff in Nm. rewrite (of_Q_eq K _ _ Nm). unfold vector_at. rewrite norm_eta_is by (try exact SK; fra).
    assert (Mx : forall p q : Q, (of_Q (Qmax p q) : K) == fmax (of_Q p) (of_Q q)).
    { intros p q. destruct (Q.max_spec p q) as [[L E]|[L E]]; rewrite (of_Q_eq K _ _ E).
      - apply (of_Q_lt K) in L. pose proof (max_spec (of_Q p : K) (of_Q q)). fra.
      - apply (of_Q_le K) in L. pose proof (max_spec (of_Q p : K) (of_Q q)). fra. }
    assert (Ab : (of_Q (Qabs near) : K) == fabs (of_Q near)).
    { pose proof (abs_spec (of_Q near : K)) as A. destruct (Qlt_le_dec near 0) as [L|L].
      - rewrite (of_Q_eq K _ _ (Qabs_neg _ (Qlt_le_weak _ _ L))), q_opp. apply (of_Q_lt K) in L.
        change (of_Q 0 : K) with 0 in L. fra.
      - rewrite (of_Q_eq K _ _ (Qabs_pos _ L)). apply (of_Q_le K) in L. change (of_Q 0 : K) with 0 in L. fra. }
    rewrite Mx, Ab, q_mul. reflexivity.
Qed.

Lemma inner_interval b : (a_low b < a_high b)%Q -> (a_low b < 1)%Q -> (1 # 2 < a_high b)%Q ->
  exists a a' : K, a < a' /\ forall a'', a <= a'' <= a' -> served b a''.
Proof.
  intros H1 H2 H3. apply (of_Q_lt K) in H1, H2, H3. change (of_Q 1 : K) with 1 in H2. unfold served.
  set (lo := of_Q (a_low b) : K) in *. set (hi := of_Q (a_high b) : K) in *. clearbody lo hi.
  exists ($(1 # 2) * fmax $(1 # 2) lo + $(1 # 2) * fmin 1 hi), (fmin 1 hi).
  pose proof (min_spec 1 hi) as M. pose proof (max_spec $(1 # 2) lo) as N. generalize dependent (fmin 1 hi).
  generalize dependent (fmax $(1 # 2) lo). intros q N m M.
  assert (q < m) by fra. split; [fra|]. intros a'' Ha. fra.
Qed.

(** ** Soundness *)

Theorem instability_sound : check_instability c = true -> instability_holds (K := K) c.
Proof.
  unfold check_instability. rewrite !andb_true_iff. intros [[[[[[Cb Cp] Cg] Ct] Ci] Cn] C4].
  destruct (network_in_integers (phi (about c))) as [z|] eqn:Z; [|discriminate].
  destruct (select 1 false (x1 (about c)) (indices c) []) as [points|] eqn:Sel; [|discriminate].
  apply andb_true_iff in Cn. destruct Cn as [Cf Cc]. apply (network_in_integers_stands (K := K)) in Z.
  assert (Me : both_remember z nothing_yet) by (split; apply nothing_remembers).
  destruct (select_spec _ _ _ _ _ _ Sel) as [found [Ef [Sorted_ F]]]. simpl in Ef. subst found. clear Sel.
  pose proof Cb as Cb'. unfold check_setting in Cb'. rewrite !andb_true_iff in Cb'. destruct Cb' as [[_ Cd] Cpar].
  unfold instability_holds. set (b := about c) in *. set (n := List.length (x1 b)) in *.
  assert (F' : Forall2 (fun i p => (1 <= i <= Z.of_nat n)%Z /\
    p = (Nat.even (Z.to_nat i), nth (Z.to_nat i - 1) (x1 b) 0%Q)) (indices c) points).
  { revert F. apply Forall2_weaken. intros i [even y] [L [E1 E2]]. simpl in E1, E2. split; [fold n in L; lia|].
    rewrite E1, E2. replace (Z.to_nat i) with (S (Z.to_nat (i - 1))) at 1 by lia. rewrite Nat.even_succ.
    replace (Z.to_nat i - 1)%nat with (Z.to_nat (i - 1)) by lia. destruct (Nat.odd _); reflexivity. }
  clear F. apply Qeq_bool_iff in Cp. rewrite pieces_are in Cp. apply String.eqb_eq in Ci. rewrite digest_is in Ci.
  assert (Lab : forall (a : K) k t, served b a -> (1 <= k <= n)%nat -> meant c t ->
    f a (add (point b k) (vector_at c t)) = label k).
  { intros a k t S Hk Ht. apply (label_near b Cpar); [exact S|exact Hk|].
    change (first (add (point b k) (vector_at c t))) with (abscissa_of b k + t).
    setoid_replace (abscissa_of b k + t - abscissa_of b k) with t by ring.
    pose proof (meant_inside t Ht) as I. fold b in I. apply abs_le_condition. fra. }
  assert (Lab' : forall (a : K) k, served b a -> (1 <= k <= n)%nat -> f a (point b k) = label k).
  { intros a k S Hk. apply (label_near b Cpar); [exact S|exact Hk|].
    change (first (point b k)) with (abscissa_of (K := K) b k).
    setoid_replace ((abscissa_of b k : K) - abscissa_of b k) with 0 by ring.
    pose proof (delta_radius (K := K) b Cd). pose proof (abs_spec 0). fra. }
  assert (In1 : Forall (fun i => (1 <= i <= Z.of_nat n)%Z) (indices c)).
  { clear - F'. induction F' as [|i p ids ps [L _] _ IH]; constructor; assumption. }
  unfold check_counts in Cc. fold b in Cc.
  destruct (tally c z false (x1 b) 0 nothing_yet) as [before|] eqn:T1; [|discriminate].
  destruct (tally_right c z points 0 nothing_yet) as [unbroken|] eqn:T2; [|discriminate].
  rewrite !andb_true_iff, !Z.eqb_eq, Z.leb_le in Cc. destruct Cc as [[[[N1 N2] N3] N4] N5].
  rewrite size_length in N3. rewrite size_length, pieces_are in N4. fold n in N4.
  split; [apply check_setting_sound, Cb|]. split; [exact Cp|]. split; [exact shift_0_1|]. split; [exact Ci|].
  split; [apply monotone_exists, Cg|]. split; [apply of_Q_le, cuts_ordered|]. split; [exact eta_is_shortest|].
  split; [exact vector_short|]. split; [exact Sorted_|]. split; [exact In1|]. split; [|split; [exact N3|]].
  - intros g a t G S Ht.
    assert (Ep : points = map (fun k => (Nat.even k, nth (k - 1) (x1 (about c)) 0%Q)) (map Z.to_nat (indices c))).
    { clear - F'. induction F' as [|i p ids ps [_ ->] _ IH]; [reflexivity|]. simpl. rewrite IH. reflexivity. }
    rewrite Ep in Cf. pose proof (check_points_sound c z Z _ _ Me Cf) as W. rewrite Forall_map in W.
    apply Forall_forall. intros i Hi. rewrite Forall_forall in In1, W. specialize (In1 i Hi).
    apply (wrong_fails c g a (Z.to_nat i)); [exact G|apply Lab; auto; lia|]. exact (W i Hi t Ht).
  - split; [|split; [rewrite N4, N1; reflexivity|split; [exact N5|]]].
    + intros g a G S. split.
      * rewrite N1. change false with (Nat.even 1) in T1.
        rewrite (tally_spec c z (fun k => fails g (the_network b) a (point b k)) (x1 b) 1 0 nothing_yet before);
          [reflexivity|exact Me| |exact T1].
        intros i w Hi [ms [ms' [M Hw]]]. replace i with (1 + i - 1)%nat in Hw at 2 by lia.
        apply (unmoved_fails c z Z g a (1 + i) w ms ms' G); [apply Lab'; [exact S|fold n in Hi; lia]|exact M|exact Hw].
      * rewrite N2. rewrite (tally_right_spec c z (fun k => fails g (the_network b) a (point b k)) (indices c) points 0
          nothing_yet unbroken); [reflexivity|exact Me| |exact T2].
        clear - F' Z G S Lab'. induction F' as [|i p ids ps [L ->] _ IH]; constructor; [|exact IH].
        intros w [ms [ms' [M Hw]]].
        apply (unmoved_fails c z Z g a (Z.to_nat i) w ms ms' G); [apply Lab'; [exact S|lia]|exact M|exact Hw].
    + intros R. unfold check_A4 in C4. rewrite R in C4. simpl String.eqb in C4. cbv iota in C4.
      apply andb_true_iff in C4. destruct C4 as [L1 L2]. split; [apply qlt_field, L1|].
      unfold check_parameters in Cpar. rewrite !andb_true_iff, !qlt_iff in Cpar. destruct Cpar as [[[P1 P2] _] _].
      apply qlt_iff in L2. fold b in L2. apply inner_interval; assumption.
Qed.
End Perturbation.

Theorem check_instability_sound : forall (K : archimedean_field) c, check_instability c = true ->
  instability_holds (K := K) c.
Proof.
  intros K c C. pose proof C as C'. unfold check_instability in C'. rewrite !andb_true_iff in C'.
  assert (S : check_setting (about c) = true) by tauto. unfold check_setting in S. rewrite !andb_true_iff in S.
  apply instability_sound; tauto.
Qed.
