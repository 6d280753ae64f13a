(** * Distances to the solutions of C and D: the segment between two corners, and its ends

    The solutions of a member are one of the points c e_1 and c e_2, those of the limit their segment.  [off_corners]
    is the distance of a vector from them, in l^1, l^2 (squared) or l^inf, without any root.

    Idea.  Moving along the segment adds to one coordinate's error what it takes from the other's; the nearest point is
    where the two are equal, or an end ([nearest_splits], [nearest_least]). *)

From Coq Require Import ZArith QArith Qabs Lia List Bool String.
From Barriers Require Import Json Numerals NetworkChecker Intervals WitnessCertificates WitnessChecker.
From Barriers Require Import OrderedFields Archimedean.
From Barriers Require Import Algorithms Computation Sums Optimisation Distances Entries LinearPrograms GeneralFields.
From Barriers Require Import Families Rightness.
Import ListNotations.
Open Scope Q_scope.

Section Corners.
Context {K : archimedean_field}.
Open Scope field_scope.
Local Notation "0" := (@fzero K) : field_scope.
Local Notation "1" := (@fone K) : field_scope.
Add Field K_f : (K_field K) (morphism (of_Q_morph K), constants [f_cst], setoid (K_setoid K) (K_ext K)).
Local Notation pair := (@pair K).
Local Notation q0 := (0%Q) (only parsing).

(** u e_1 + z e_2 is a solution, of branch b. *)
Definition in_segment (b : Z) (c u z : K) : Prop :=
  0 <= u /\ 0 <= z /\ u + z == c /\ (b = 1%Z -> z == 0) /\ (b = 2%Z -> u == 0).

(** Where the errors are A and B, and going on by d makes them A + d and B - d. *)
Definition splits (A B d : K) : Prop := A == B \/ d == 0 \/ (0 <= d /\ B <= A) \/ (d <= 0 /\ A <= B).

Lemma nearest_facts b c v0 v1 : (0 <= b <= 2)%Z -> (0 <= c)%Q ->
  let w := of_Q (nearest_second b c v0 v1) : K in
  in_segment b (of_Q c) (of_Q c - w) w /\
  forall u z, in_segment b (of_Q c) u z -> splits (of_Q v0 - (of_Q c - w)) (of_Q v1 - w) (z - w).
Proof.
  intros B C. apply (of_Q_le K) in C. change (of_Q 0) with 0 in C. unfold nearest_second, in_segment, splits.
  assert (E : b = 0%Z \/ b = 1%Z \/ b = 2%Z) by lia. destruct E as [-> | [-> | ->]]; cbn [Z.eqb Pos.eqb].
  - assert (T : (of_Q ((v1 - v0 + c) * (1 # 2))%Q : K) == (of_Q v1 - of_Q v0 + of_Q c) * $(1 # 2)).
    { rewrite q_mul, q_add, q_sub. reflexivity. }
    set (t := ((v1 - v0 + c) * (1 # 2))%Q) in *.
    destruct (Qle_bool t 0) eqn:E1; [|destruct (Qle_bool c t) eqn:E2].
    + apply (qle_field (K := K)) in E1. change (of_Q 0) with 0 in E1 |- *.
      split; [repeat split; (fra || discriminate)|]. intros u z (U & Z & S & _). right; right; left. fra.
    + apply (qle_field (K := K)) in E2. split; [repeat split; (fra || discriminate)|]. intros u z (U & Z & S & _).
      right; right; right. fra.
    + apply not_true_iff_false in E1, E2. rewrite (qle_field (K := K)) in E1, E2. change (of_Q 0) with 0 in E1.
      split; [repeat split; (fra || discriminate)|]. intros u z (U & Z & S & _). left. rewrite T. fra.
  - change (of_Q 0) with 0. split; [repeat split; (intros; discriminate) || fra|].
    intros u z (U & Z & S & H & _). right; left. specialize (H eq_refl). fra.
  - split; [repeat split; (intros; discriminate) || (intros; fra) || fra|].
    intros u z (U & Z & S & _ & H). right; left. specialize (H eq_refl). fra.
Qed.

Lemma least_one A B d : splits A B d -> fabs A + fabs B <= fabs (A + d) + fabs (B - d).
Proof.
  unfold splits. intros H. pose proof (abs_spec A). pose proof (abs_spec B). pose proof (abs_spec (A + d)).
  pose proof (abs_spec (B - d)). destruct H as [H|[H|[H|H]]]; fra.
Qed.
Lemma least_two A B d : splits A B d -> A * A + B * B <= (A + d) * (A + d) + (B - d) * (B - d).
Proof.
  unfold splits. intros H. assert (X : 0 <= d * d) by apply square_nonneg.
  assert (Y : 0 <= d * (A - B)).
  { destruct H as [H|[H|[H|H]]].
    - setoid_replace (d * (A - B)) with 0 by (rewrite H; ring). fra.
    - setoid_replace (d * (A - B)) with 0 by (rewrite H; ring). fra.
    - apply mult_le_0_compat; fra.
    - setoid_replace (d * (A - B)) with ((- d) * (B - A)) by ring. apply mult_le_0_compat; fra. }
  fra.
Qed.
Lemma least_inf A B d T : splits A B d -> fmax (fabs A) (fmax (fabs B) T) <= fmax (fabs (A + d)) (fmax (fabs (B - d))
  T).
Proof.
  unfold splits. intros H. pose proof (abs_spec A). pose proof (abs_spec B). pose proof (abs_spec (A + d)).
  pose proof (abs_spec (B - d)). set (p := fabs A) in *. set (q := fabs B) in *. set (p' := fabs (A + d)) in *.
  set (q' := fabs (B - d)) in *. clearbody p q p' q'.
  pose proof (max_spec p' (fmax q' T)). pose proof (max_spec q' T). set (M := fmax p' (fmax q' T)) in *.
  set (M' := fmax q' T) in *. clearbody M M'.
  assert (p <= M /\ q <= M /\ T <= M).
  { destruct H as [H|[H|[H|H]]]; fra. }
  apply max_lub; [|apply max_lub]; fra.
Qed.

(** ** The distance of a vector from u e_1 + z e_2 *)

Variables (s : length_kind) (v0 v1 : Q) (rest : list Q).
Let N := List.length rest.
Let x : nat -> K := as_function (v0 :: v1 :: rest).

Definition pw (r : K) : K := match s with LengthTwo => r * r | _ => r end.
Definition tail_of : K :=
  match s with
  | LengthOne => sum N (fun j => fpower (fabs (nth j (map of_Q rest) 0 - 0)) 1)
  | LengthTwo => sum N (fun j => fpower (fabs (nth j (map of_Q rest) 0 - 0)) 2)
  | LengthInf => of_Q (fold_right larger q0 (map Qabs rest))
  end.
Definition far_from (u z : K) : K :=
  let A := of_Q v0 - u in let B := of_Q v1 - z in
  match s with
  | LengthOne => fabs A + fabs B + tail_of
  | LengthTwo => A * A + B * B + tail_of
  | LengthInf => fmax (fabs A) (fmax (fabs B) tail_of)
  end.

Lemma fold_larger l (r : K) : 0 <= r -> of_Q (fold_right larger q0 (map Qabs l)) <= r <->
  forall j, (j < List.length l)%nat -> fabs (nth j (map of_Q l) 0 - 0) <= r.
Proof.
  intros R. induction l as [|q l IH]; cbn [map fold_right List.length].
  - split; [intros; lia|]. intros _. exact R.
  - rewrite larger_q, max_lub_iff, IH, abs_q. split.
    + intros [H1 H2] [|j] Hj; cbn [nth]; [|apply H2; lia].
      setoid_replace (of_Q q - 0 : K) with (of_Q q : K) by ring. exact H1.
    + intros H. split; [|intros j Hj; apply (H (S j)); lia]. specialize (H O ltac:(lia)). cbn [nth] in H.
      setoid_replace (of_Q q - 0 : K) with (of_Q q : K) in H by ring. exact H.
Qed.

Lemma far_from_is u z r : 0 <= r -> in_length s (S (S N)) x r (pair u z) <-> far_from u z <= pw r.
Proof.
  intros R. unfold in_length, far_from, pw, tail_of, ball, power_sum, sup_ball.
  destruct s; [rewrite !sum_first| rewrite !sum_first|].
  - unfold x, as_function. cbn [map nth Sums.pair]. cbn [fpower].
    set (t := sum N _). match goal with |- _ /\ ?g <= _ <-> ?h <= _ => assert (E : g == h) by ring end.
    rewrite E. clear - R. split; [intros [_ H]; fra|intros H; split; fra].
  - unfold x, as_function. cbn [map nth Sums.pair]. rewrite !power_two.
    set (t := sum N _). match goal with |- _ /\ ?g <= _ <-> ?h <= _ => assert (E : g == h) by ring end.
    rewrite E. cbn [fpower]. clear - R. split; [intros [_ H]; fra|intros H; split; fra].
  - rewrite !max_lub_iff, (fold_larger rest r R). split.
    + intros [_ H]. split; [apply (H O); lia|]. split; [apply (H 1%nat); lia|]. intros j Hj. apply (H (S (S j))).
      unfold N. lia.
    + intros (H0 & H1 & H2). split; [exact R|]. intros [|[|j]] Hj; [exact H0|exact H1|].
      apply (H2 j). unfold N in Hj. lia.
Qed.

Lemma tail_one l : sum (List.length l) (fun j => fpower (fabs (nth j (map of_Q l) 0 - 0)) 1) ==
  sum_of (K := K) (map Qabs l).
Proof.
  induction l as [|q l IH]; [reflexivity|]. cbn [List.length map]. rewrite sum_first. cbn [nth]. rewrite IH.
  unfold sum_of. cbn [fold_right fpower]. rewrite abs_q. setoid_replace (of_Q q - 0 : K) with (of_Q q : K) by ring.
  ring.
Qed.
Lemma tail_two l : sum (List.length l) (fun j => fpower (fabs (nth j (map of_Q l) 0 - 0)) 2) ==
  sum_of (K := K) (map (fun x => x * x)%Q (map Qabs l)).
Proof.
  induction l as [|q l IH]; [reflexivity|]. cbn [List.length map]. rewrite sum_first. cbn [nth]. rewrite IH, power_two.
  unfold sum_of. cbn [fold_right]. rewrite q_mul, !abs_q.
  assert (E : fabs (of_Q q : K) * fabs (of_Q q) == of_Q q * of_Q q).
  { destruct (abs_spec (of_Q q : K)) as [[_ E]|[_ E]]; rewrite E; ring. }
  rewrite E. ring.
Qed.

Lemma far_from_nearest c b off : (0 <= b <= 2)%Z -> off_corners s c b (v0 :: v1 :: rest) = Some off ->
  let w := of_Q (nearest_second b c v0 v1) in far_from (of_Q c - w) w == of_Q off.
Proof.
  intros B H. cbn [off_corners] in H. set (w := nearest_second b c v0 v1) in *. cbn zeta.
  assert (E0 : (of_Q (Qabs (v0 - (c - w))) : K) == fabs (of_Q v0 - (of_Q c - of_Q w))) by (rewrite abs_q, !q_sub;
    reflexivity).
  assert (E1 : (of_Q (Qabs (v1 - w)) : K) == fabs (of_Q v1 - of_Q w)) by (rewrite abs_q, q_sub; reflexivity).
  unfold far_from, tail_of, N. unfold length_of in H. destruct s.
  - apply (total_sum (K := K)) in H. rewrite H, tail_one. unfold sum_of. cbn [fold_right]. rewrite E0, E1. ring.
  - apply (total_sum (K := K)) in H. rewrite H, tail_two. unfold sum_of. cbn [map fold_right].
    rewrite !q_mul, E0, E1. assert (Sq : forall t : K, fabs t * fabs t == t * t).
    { intros t. destruct (abs_spec t) as [[_ E]|[_ E]]; rewrite E; ring. }
    rewrite !Sq. ring.
  - injection H as <-. cbn [fold_right]. rewrite !larger_q, E0, E1. reflexivity.
Qed.

Lemma nearest_least c b u z : (0 <= b <= 2)%Z -> (0 <= c)%Q -> in_segment b (of_Q c) u z ->
  let w := of_Q (nearest_second b c v0 v1) in far_from (of_Q c - w) w <= far_from u z.
Proof.
  intros B C H. cbn zeta. destruct (nearest_facts b c v0 v1 B C) as [_ Sp]. specialize (Sp u z H).
  set (w := of_Q (nearest_second b c v0 v1) : K) in *. destruct H as (_ & _ & Sum & _).
  assert (EA : of_Q v0 - u == of_Q v0 - (of_Q c - w) + (z - w)) by (rewrite <- Sum; ring).
  assert (EB : of_Q v1 - z == of_Q v1 - w - (z - w)) by ring.
  unfold far_from. destruct s; rewrite EA, EB.
  - pose proof (least_one _ _ _ Sp). fra.
  - pose proof (least_two _ _ _ Sp). fra.
  - apply least_inf, Sp.
Qed.

(** ** Right and wrong *)

Variables (c : Q) (b : Z) (alpha : Q) (Sol : (nat -> K) -> Prop) (off : Q).
Hypothesis branch : (0 <= b <= 2)%Z.
Hypothesis c_nonneg : (0 <= c)%Q.
Hypothesis alpha_nonneg : (0 <= alpha)%Q.
Hypothesis Sol_is : forall y, Sol y <-> exists u z, equal (S (S N)) y (pair u z) /\ in_segment b (of_Q c) u z.
Hypothesis computed : off_corners s c b (v0 :: v1 :: rest) = Some off.

Lemma powered_is : (of_Q (powered s alpha) : K) == pw (of_Q alpha).
Proof. unfold powered, pw. destruct s; rewrite ?q_mul; reflexivity. Qed.
Lemma alpha_K : 0 <= (of_Q alpha : K).
Proof. exact (of_Q_le K q0 alpha alpha_nonneg). Qed.

Lemma corners_right : (off <= powered s alpha)%Q -> within_of (length_metric s (S (S N))) (of_Q alpha) Sol x.
Proof.
  intros L e He. apply (of_Q_le K) in L. rewrite powered_is, <- (far_from_nearest c b off branch computed) in L.
  destruct (nearest_facts b c v0 v1 branch c_nonneg) as [Seg _].
  set (w := of_Q (nearest_second b c v0 v1) : K) in *. exists (pair (of_Q c - w) w). pose proof alpha_K as A0. split.
  - apply Sol_is. exists (of_Q c - w), w. split; [intros j _; reflexivity|exact Seg].
  - apply far_from_is; [fra|]. eapply le_trans; [exact L|]. unfold pw. destruct s; [fra| |fra].
    assert (0 <= e * of_Q alpha) by (apply mult_le_0_compat; fra). assert (0 <= e * e) by apply square_nonneg. fra.
Qed.

Lemma room : pw (of_Q alpha) < of_Q off -> exists e, 0 < e /\ pw (of_Q alpha + e) < of_Q off.
Proof.
  intros L. pose proof alpha_K as A0. unfold pw in *. destruct s.
  - exists ($(1 # 2) * (of_Q off - of_Q alpha)). split; fra.
  - destruct (power_room (K := K) (of_Q alpha) ($(1 # 2) * (of_Q off + of_Q alpha * of_Q alpha)) 2) as (t & T & Le);
      [exact A0|cbn [fpower]; fra|]. cbn [fpower] in Le. exists (t - of_Q alpha). split; [fra|].
    setoid_replace (of_Q alpha + (t - of_Q alpha)) with t by ring. fra.
  - exists ($(1 # 2) * (of_Q off - of_Q alpha)). split; fra.
Qed.

Lemma same_length_ball y u z r : equal (S (S N)) y (pair u z) -> in_length s (S (S N)) x r y ->
  in_length s (S (S N)) x r (pair u z).
Proof.
  intros E H. unfold in_length in *. destruct s.
  - destruct H as [H0 H]. split; [exact H0|]. rewrite <- (power_sum_same 1 _ x x y (pair u z)); [exact H| |exact E].
    intros j _. reflexivity.
  - destruct H as [H0 H]. split; [exact H0|]. rewrite <- (power_sum_same 2 _ x x y (pair u z)); [exact H| |exact E].
    intros j _. reflexivity.
  - destruct H as [H0 H]. split; [exact H0|]. intros j Hj. rewrite <- (E j Hj). apply H, Hj.
Qed.

Lemma corners_wrong : (powered s alpha < off)%Q -> ~ within_of (length_metric s (S (S N))) (of_Q alpha) Sol x.
Proof.
  intros L G. apply (of_Q_lt K) in L. rewrite powered_is in L. destruct (room L) as (e & E0 & E).
  destruct (G e E0) as (y & Y & Cl). apply Sol_is in Y. destruct Y as (u & z & Eq & Seg).
  apply (same_length_ball y u z _ Eq) in Cl. pose proof alpha_K as A0. apply far_from_is in Cl; [|fra].
  pose proof (nearest_least c b u z branch c_nonneg Seg) as M. cbn zeta in M.
  rewrite (far_from_nearest c b off branch computed) in M. fra.
Qed.
End Corners.
