(** * Mutants that hold: B2-B4 over fields for all a > 0, or all a

    The same as in RefuteTraining.v over the rational numbers.  Of the widths nothing is asked where a solution is
    given, or where success with a positive probability says that there is one; the events may be those of any outputs
    among which the right ones are. *)

From Coq Require Import QArith List Lia PeanoNat.
From Barriers Require Import OrderedFields Archimedean ProbabilitySpaces Algorithms GeneralAlgorithms GeneralFields.
From Barriers Require Import Entries Networks Classification Alternation Instability StableNetwork.
From Barriers Require Import Minimisers Training TrainingFields.
From Mutants Require Import AnyLevel AnyLevelMinimisers RefuteFields.
Import ListNotations.
Open Scope field_scope.

(** ** Points without tiny print *)

Section Flat.
Context {K : archimedean_field}.
Add Field K_f : (K_field K) (morphism (of_Q_morph K), constants [f_cst], setoid (K_setoid K) (K_ext K)).
Local Notation "0" := (@fzero K) : field_scope.
Local Notation "1" := (@fone K) : field_scope.
Local Notation abscissa := (@abscissa K).

Lemma abscissa_rises (a : K) i j : a < 0 -> (i < j)%nat -> abscissa a i < abscissa a j.
Proof.
  intros H L. pose proof (abscissa_falls (- a) i j ltac:(fra) L) as F.
  assert (E : forall k, abscissa (- a) k == - abscissa a k).
  { intros k. pose proof (@Qnat_pos K k). unfold Classification.abscissa. field. fra. }
  pose proof (E i). pose proof (E j). fra.
Qed.

Lemma half_on_line d N phi (p : nat -> vector K) r (s : nat -> K) u v : NN d N phi ->
  (forall k, same (p k) (line u v (s k))) -> (forall i j, (i < j)%nat -> s i < s j) -> (P N + 2 <= r)%nat ->
  exists j, (1 <= j <= r)%nat /\ $(1 # 2) <= fabs (value phi (p j) - label j).
Proof.
  intros H E Hs Hr. set (c k := above (fun y => y) (value phi (p k))).
  assert (C : (changes (map c (seq 1 r)) <= P N)%nat).
  { set (b s := above (fun y => y) (value phi (line u v s))).
    replace (map c (seq 1 r)) with (map b (map s (seq 1 r))).
    - apply (line_changes d); auto; [left; auto |]. generalize 1%nat. clear - Hs.
      induction r as [| n IH]; intros i; simpl; constructor; [apply IH |].
      apply Forall_forall. intros x Hx. apply in_map_iff in Hx. destruct Hx as [j [<- Hj]]. apply in_seq in Hj.
      apply lt_le, Hs. lia.
    - rewrite map_map. apply map_ext. intros k. unfold b, c, above. f_equal.
      assert (V : value phi (line u v (s k)) == value phi (p k)) by (apply value_same, same_sym, E).
      rewrite V. reflexivity. }
  destruct r as [| m]; [lia |]. pose proof (alternation c m 1) as A.
  destruct (count_some (fun k => xorb (c k) (Nat.even k)) (S m)) as [j [Hj X]].
  { unfold count. destruct (xorb (c 1%nat) (Nat.even 1)); lia. }
  exists j. split; [exact Hj |]. unfold c in X. revert X. generalize (value phi (p j)). intros y X. unfold label.
  destruct (Nat.even j), (above (fun y => y) y) eqn:B; try discriminate X.
  - apply above_false in B. rewrite abs_neg by fra. fra.
  - apply above_true in B. rewrite abs_pos by fra. fra.
Qed.

Lemma far_always d N phi (a : K) r : NN d N phi -> (P N + 2 <= r)%nat ->
  $(1 # 2) <= distance (predictions phi (training_set d a 0 r)) (labels r).
Proof.
  intros H Hr. destruct (lt_le_dec 0 a) as [Ha | Ha]; [apply (far_any d N); assumption |].
  assert (J : exists j, (1 <= j <= r)%nat /\ $(1 # 2) <= fabs (value phi (z_point d a 0 j) - label j)).
  { destruct (lt_le_dec a 0) as [A | A].
    - apply (half_on_line d N phi _ r (abscissa a) (0 :: 0 :: repeat 0 (d - 2)) (1 :: 0 :: repeat 0 (d - 2)) H);
        [| intros i j; apply abscissa_rises, A | exact Hr].
      intros k. unfold z_point. simpl. constructor; [ring |]. constructor; [ring |]. apply same_sym, same_on_line.
    - assert (S : same (z_point d a 0 1) (z_point d a 0 2)).
      { assert (Z : a == 0) by fra. unfold z_point.
        assert (E : forall k, abscissa a k == 0).
        { intros k. pose proof (@Qnat_pos K k). unfold Classification.abscissa. rewrite Z. field. fra. }
        constructor; [rewrite !E; reflexivity |]. constructor; [ring | apply same_refl]. }
      pose proof (value_same phi _ _ S) as V.
      destruct (lt_le_dec (value phi (z_point d a 0 1)) $(1 # 2)) as [L | L].
      + exists 2%nat. split; [lia |]. change (label 2) with 1. rewrite abs_neg; fra.
      + exists 1%nat. split; [lia |]. change (label 1) with 0. rewrite abs_pos; fra. }
  destruct J as [j [Hj B]]. rewrite predictions_on. eapply le_trans; [exact B |].
  apply (distance_at (fun k => value phi (z_point d a 0 k))). apply in_seq. lia.
Qed.

Lemma no_print d N phi (a : K) delta r : NN d N phi -> a <= 0 \/ d = 1%nat ->
  same (predictions phi (training_set d a delta r)) (predictions phi (training_set d a 0 r)).
Proof.
  intros H [A | ->].
  - rewrite !predictions_on. induction (seq 1 r) as [| k ks IH]; simpl; constructor; [| exact IH]. apply value_same.
    assert (F : f a (x_point d a k) = 0).
    { unfold f. assert (L : first (x_point d a k) <= 0).
      { change (first (x_point d a k)) with (abscissa a k). pose proof (abscissa_times a k). pose proof (@Qnat_pos K k).
        apply le_not_lt. intros C. assert (0 < abscissa a k * (Qnat k + $(3 # 4))) by (apply mult_lt_0_compat; fra).
        fra. }
      apply le_bool_iff in L. rewrite L. reflexivity. }
    unfold z_point. rewrite F. constructor; [reflexivity |]. constructor; [ring | apply same_refl].
  - rewrite !predictions_on. induction (seq 1 r) as [| k ks IH]; simpl; constructor; [| exact IH].
    pose proof (value_sees 1 N phi [abscissa a k] [delta * f a (x_point 1 a k)] [0 * f a (x_point 1 a k)] H eq_refl)
      as E.
    unfold z_point. simpl repeat. cbn [app] in E. rewrite E. reflexivity.
Qed.

Lemma unpredicted_any d N phi (a : K) r : (P N + 2 <= r)%nat -> NN d N phi ->
  ~ same (predictions phi (input d a r 0)) (between r).
Proof.
  intros Hr H S. pose proof (far_always d N phi a r H Hr) as B.
  change (input d a r 0) with (training_set d a 0 r) in S.
  rewrite (distance_same _ _ (labels r) (labels r) S (same_refl _)) in B.
  assert (@distance K (between r) (labels r) <= $(1 # 4)); [| fra].
  apply distance_maps; [fra |]. intros k _. apply abs_le_condition. pose proof (@label_range K k).
  pose proof (@halved K k). fra.
Qed.

Lemma step_small_any r n : 0 <= @step K r n <= quarter n.
Proof. apply (step_small 1 r). fra. Qed.
Lemma step_positive_any r n : (1 <= n)%nat -> 0 < @step K r n.
Proof. apply (step_positive r). Qed.

Lemma between_any d N (a : K) r n : (1 <= d)%nat -> N <> [] -> Forall (le 1) N -> (P N + 2 <= r)%nat ->
  exists v, Xi d N a 0 r sup_cost n v /\ distance (between r) v <= $(1 # 4).
Proof.
  intros Hd N1 N2 Hr.
  assert (Near : forall phi, (forall x, value phi x == $(1 # 2)) -> forall delta,
    distance (predictions phi (training_set d a delta r)) (labels r) <= $(1 # 2) /\
    distance (between r) (predictions phi (training_set d a delta r)) <= $(1 # 4)).
  { intros phi V delta. rewrite predictions_on. split; (apply distance_maps; [fra |]); intros k _; rewrite V;
      apply abs_le_condition; pose proof (@label_range K k); pose proof (@halved K k); fra. }
  assert (Flat : (forall phi, NN d N phi -> $(1 # 2) <= distance (predictions phi (input d a r n)) (labels r)) ->
    exists v, Xi d N a 0 r sup_cost n v /\ distance (between r) v <= $(1 # 4)).
  { intros Far. destruct (half_attained_any d N a Hd N1 N2) as (phi & H & V & _).
    destruct (Near phi V (step r n)) as [B1 B2]. exists (predictions phi (input d a r n)). split; [| exact B2].
    exists phi. split; [exact H |]. split; [apply same_refl |]. intros psi q H' B. unfold sup_cost in *.
    specialize (Far psi H'). change (training_set d a (step r n) r) with (input d a r n) in B1. fra. }
  destruct n as [| n]; [apply Flat; intros phi H; apply (far_always d N phi a r H Hr) |].
  assert (Same : a <= 0 \/ d = 1%nat -> exists v, Xi d N a 0 r sup_cost (S n) v /\ distance (between r) v <= $(1 # 4)).
  { intros A. apply Flat. intros phi H. unfold input.
    rewrite (distance_same _ _ (labels r) (labels r) (no_print d N phi a (step r (S n)) r H A) (same_refl _)).
    apply (far_always d N phi a r H Hr). }
  destruct (lt_le_dec 0 a) as [Ha | Ha]; [| apply Same; left; exact Ha].
  destruct (Nat.eq_dec d 1) as [D | D]; [apply Same; right; exact D |].
  apply (quarter_delta d N a (step r (S n)) r); auto; [lia | apply step_positive_any; lia].
Qed.

Lemma between_within d N (a beta epshat : K) r n : (1 <= d)%nat -> N <> [] -> Forall (le 1) N -> (P N + 2 <= r)%nat ->
  $(1 # 4) <= beta -> 0 <= epshat -> within_Xi d N a epshat r sup_cost beta n (between r).
Proof.
  intros Hd N1 N2 Hr Hb He. destruct (between_any d N a r n Hd N1 N2 Hr) as (v & V & B). intros e E. exists v.
  split; [destruct V as (phi & H & S & M); exists phi; split; [exact H |]; split; [exact S |]; intros psi q H' C;
    specialize (M psi q H' C); unfold sup_cost in *; fra |].
  split; [| fra]. rewrite (Xi_length d N a 0 r sup_cost n v V). unfold between. rewrite map_length. apply seq_length.
Qed.

(** Solutions whose cost may be more than the least are more. *)
Lemma within_more d N (a alpha epshat : K) r n x : 0 <= epshat -> within_Xi d N a 0 r sup_cost alpha n x ->
  within_Xi d N a epshat r sup_cost alpha n x.
Proof.
  intros E A e He. destruct (A e He) as (v & (phi & H & S & B) & D). exists v. split; [| exact D]. exists phi.
  split; [exact H |]. split; [exact S |]. intros psi q H' C. specialize (B psi q H' C). unfold sup_cost in *. fra.
Qed.

(** The inputs are 4^-n apart, for all a. *)
Lemma coordinate_close_any d (a : K) r n k : (1 <= n)%nat ->
  fabs (coordinate d a r n k - coordinate d a r O k) <= quarter n.
Proof.
  intros Hn. pose proof (step_small_any r n) as St. unfold coordinate.
  destruct (Nat.ltb_spec k (r * d)) as [L |]; [| apply abs_le_condition; fra].
  assert (Hj : (k / d < r)%nat) by (apply Nat.div_lt_upper_bound; lia).
  unfold input, training_set. rewrite !(nth_indep _ [] (z_point d a 0 0)) by (rewrite map_length, seq_length; exact Hj).
  assert (E : forall s, nth (k / d) (map (z_point d a s) (seq 1 r)) (z_point d a 0 0) = z_point d a s (S (k / d))).
  { intros s. rewrite (nth_indep _ _ (z_point d a s 0)) by (rewrite map_length, seq_length; exact Hj).
    rewrite map_nth, seq_nth by exact Hj. reflexivity. }
  rewrite !E. unfold z_point. change (@step K r O) with 0. apply abs_le_condition.
  destruct (k mod d) as [| [| i]]; cbn [nth]; [fra | | fra].
  destruct (f_0_or_1_any a (x_point d a (S (k / d)))) as [V | V]; rewrite V; fra.
Qed.
Lemma admissible_any d (a : K) r n : answers_about (coordinate d a r n) (answers d a r n).
Proof.
  apply (J_fields_admissible nat (coordinate d a r) (fun n => n) Some); [intros i j E; congruence |].
  intros m k Hm. rewrite <- quarter_power. apply coordinate_close_any, Hm.
Qed.
End Flat.

(** ** B2 and B3 *)

Section Any.
Context {K : archimedean_field}.
Variables (d : nat) (N : list nat) (a close epshat : K) (r : nat) (R : cost K).
Hypothesis a_positive : 0 < a.
Hypothesis r_large : (P N + 2 <= r)%nat.
Hypothesis R_cost : cost_function_within r close epshat R.
Local Notation Xi := (Xi d N a epshat r R).
Local Notation kappa := (kappa close).

Lemma some_solution n v : Xi n v -> (1 <= d)%nat /\ N <> [] /\ Forall (le 1) N.
Proof. intros (phi & (H1 & H2 & H3 & _) & _). auto. Qed.
Lemma apart_any n : (2 <= d)%nat -> (1 <= n)%nat -> at_distance max_norm kappa (Xi n) (Xi O).
Proof.
  intros Hd Hn v w q V W [_ B]. destruct (some_solution n v V) as (_ & N1 & N2).
  pose proof (gap_any d N a (step r n) close epshat r R Hd N1 N2 a_positive (step_positive_any r n Hn) R_cost w v
    r_large W V) as G.
  rewrite distance_sym in G. exact (le_trans _ _ _ G B).
Qed.

(** J where the event is that the output is one of [H], all right outputs among them. *)
Lemma jump_half_wider {F : ordered_field} (P : probability_space F) {D : oracle -> Prop} {M : Type}
    (answers : nat -> oracle) (right : nat -> M -> Prop) (H : M -> Prop)
    (A : general_algorithm D (outcome P) M) (b : F) :
  (forall n, D (answers n)) -> (forall m n, (m < n)%nat -> agree m (answers O) (answers n)) ->
  (forall n x, (1 <= n)%nat -> right O x -> right n x -> False) -> (forall x, right O x -> H x) ->
  (forall m, event P (ends_by m A (answers O) H)) ->
  (forall n, at_least P (ends A (answers n) (right n)) b) -> b <= $(1 # 2).
Proof.
  intros Occ Al Ex I E B. destruct (lt_le_dec $(1 # 2) b) as [L |]; [| assumption]. exfalso.
  set (e := b - $(1 # 2)). assert (He : 0 < e) by (unfold e; fra).
  destruct (B O) as (B0 & q & P0 & I0 & L0).
  destruct (at_least_limit P (fun m w => B0 w /\ ends_by m A (answers O) H w) b e) as [m Bm]; [| | | exact He |].
  - intros m. destruct (E m) as [p Em]. destruct (Pr_split F P _ _ _ _ P0 Em) as (x & _ & X & _). exists x. exact X.
  - intros m w [W X]. split; [exact W |]. revert X. apply ends_by_more. lia.
  - exists B0, q. split; [exact P0 |]. split; [| exact L0]. intros w W. destruct (I0 w W) as (x & read & X & Rx).
    destruct (some_level read) as [m Lm]. exists m. split; [exact W |]. exists x, read. auto.
  - assert (C : at_least P (ends_by m A (answers O) (right O)) (b - e)).
    { revert Bm. apply at_least_within; [| apply le_refl]. intros w [W (x & read & X & _ & Lm)].
      destruct (I0 w W) as (y & read' & Y & Ry). exists x, read. split; [exact X |]. split; [| exact Lm].
      rewrite (halts_once _ _ _ A w (answers O) x y read read' (Occ O) X Y). exact Ry. }
    pose proof (J_general_sum P A (answers O) (answers (S m)) (right O) (right (S m)) m _ _ (Occ O) (Occ (S m))
      (Al m (S m) (le_n _))
      (fun x => Ex (S m) x (le_n_S _ _ (Nat.le_0_l m))) C (B (S m))). unfold e in *. fra.
Qed.

Lemma no_algorithm_any {F : ordered_field} (P : probability_space F) (H : vector K -> Prop) alpha
    (A : general_algorithm (given (answers d a r) (fun _ => True)) (outcome P) (vector K)) (b : F) : (2 <= d)%nat ->
  $2 * alpha < kappa \/ $3 * alpha < kappa -> (forall x, within_Xi d N a epshat r R alpha O x -> H x) ->
  (forall m, event P (ends_by m A (answers d a r O) H)) ->
  (forall n, at_least P (ends A (answers d a r n) (within_Xi d N a epshat r R alpha n)) b) -> b <= $(1 # 2).
Proof.
  intros Hd L I E B.
  apply (jump_half_wider P (answers d a r) (within_Xi d N a epshat r R alpha) H A b);
    [apply training_occur | apply training_alike | | exact I | exact E | exact B].
  intros n x Hn X0 X. destruct L as [L | L].
  - exact (within_of_not_both max_norm kappa alpha _ _ x (apart_any n Hd Hn) L X X0).
  - exact (over_three_are_enough max_norm kappa alpha _ _ (apart_any n Hd Hn) x L X X0).
Qed.
Lemma below_quarter alpha : alpha < $(1 # 4) -> $2 * alpha < @Training.kappa K 0.
Proof. clear a_positive r_large R_cost. intros L. unfold Training.kappa. fra. Qed.

(** The labels are no solution on T_0, and neither on what looks like it. *)
Lemma far_from alpha n : alpha < kappa -> (forall v, Xi n v -> $(1 # 2) <= distance v (labels r)) -> 0 <= epshat ->
  ~ within_Xi d N a epshat r R alpha n (labels r).
Proof.
  intros L F He A. destruct (A ($(1 # 2) * (kappa - alpha))) as (w & W & _ & C); [fra |].
  specialize (F w W). rewrite distance_sym in F. destruct R_cost as [C1 C2].
  assert (D : distance (labels r) (labels r) <= close).
  { apply C2; try apply length_labels. apply (proj1 (C1 _ _ (length_labels r) (length_labels r)) 0 epshat);
    [| exact He].
    apply (C1 _ _ (length_labels r) (length_labels r)), same_refl. }
  pose proof (@distance_nonneg K (labels r) (labels r)). unfold Training.kappa in *. fra.
Qed.
Lemma within_itself alpha n v : 0 <= alpha -> Xi n v -> within_Xi d N a epshat r R alpha n v.
Proof.
  clear a_positive r_large R_cost close. intros A V e He. exists v. split; [exact V |]. split; [reflexivity |].
  apply distance_le; [reflexivity | fra |].
  clear V. induction v as [| u v IH]; constructor; [| exact IH]. apply abs_le_condition. fra.
Qed.
Lemma far_any_n alpha n v0 : 0 <= epshat -> 0 <= alpha < kappa -> Xi O v0 ->
  (within_Xi d N a epshat r R alpha n (labels r) /\ ~ within_Xi d N a epshat r R alpha n v0) \/
  (~ within_Xi d N a epshat r R alpha n (labels r) /\ within_Xi d N a epshat r R alpha n v0).
Proof.
  intros He [A0 A1] V0. destruct (some_solution O v0 V0) as (Hd & N1 & N2).
  assert (F0 : forall v, Xi O v -> $(1 # 2) <= distance v (labels r)).
  { intros v. apply (far_solution_any d N a epshat r R a_positive v r_large). }
  destruct (Nat.eq_dec d 1) as [D | D].
  - assert (E : forall v, Xi n v <-> Xi O v).
    { assert (Same : forall m k psi, NN d N psi -> predictions psi (input d a r m) = predictions psi (input d a r k)).
      { intros m k psi H'. subst d. unfold input. rewrite !predictions_on. apply map_ext. intros i. unfold z_point.
        simpl repeat.
        exact (value_sees 1 N psi [abscissa a i] _ _ H' eq_refl). }
      assert (I : forall m k v, Xi m v -> Xi k v).
      { intros m k v (phi & H & S & B). exists phi. split; [exact H |]. rewrite (Same k m phi H). split; [exact S |].
        intros psi q H' C. rewrite (Same k m psi H') in C. exact (B psi q H' C). }
      intros v. split; apply I. }
    right. split; [| apply within_itself; [exact A0 | apply E, V0]].
    apply far_from; [exact A1 | intros v V; apply F0, E, V | exact He].
  - assert (Hd' : (2 <= d)%nat) by lia.
    destruct n as [| n]; [right; split; [apply far_from; assumption | apply within_itself; assumption] |].
    assert (V : Xi (S n) (labels r)).
    { apply (labels_any d N a (step r (S n)) close epshat r R); auto. apply step_positive_any. lia. }
    left. split; [apply within_itself; assumption |]. intros W.
    destruct (W ($(1 # 2) * (kappa - alpha))) as (w & Sw & _ & B); [fra |].
    pose proof (gap_any d N a (step r (S n)) close epshat r R Hd' N1 N2 a_positive
      (step_positive_any r (S n) ltac:(lia)) R_cost v0 w r_large V0 Sw) as G.
    unfold Training.kappa in *. fra.
Qed.
End Any.

Lemma no_algorithm_wider {K : archimedean_field} {F : ordered_field} (P : probability_space F) (H : vector K -> Prop)
    (d : nat) (N : list nat) (a close epshat : K) (r : nat) (R : cost K) alpha
    (A : general_algorithm (given (answers d a r) (fun _ => True)) (outcome P) (vector K)) (b : F) :
  (forall m, event P (ends_by m A (answers d a r O) H)) -> 0 < a -> (Networks.P N + 2 <= r)%nat ->
  cost_function_within r close epshat R -> (2 <= d)%nat ->
  $2 * alpha < kappa close \/ $3 * alpha < kappa close -> (forall x, within_Xi d N a epshat r R alpha O x -> H x) ->
  (forall n, at_least P (ends A (answers d a r n) (within_Xi d N a epshat r R alpha n)) b) -> b <= $(1 # 2).
Proof.
  intros E Ha Hr HR Hd L I B. exact (no_algorithm_any d N a close epshat r R Ha Hr HR P H alpha A b Hd L I E B).
Qed.

(** B3, for all a > 0, in every dimension, and with any bounds below and above 1/2. *)
Lemma coin_any {K : archimedean_field} {F : ordered_field} (P : probability_space F) (H : outcome P -> Prop)
    (d : nat) (N : list nat) (a close epshat : K) (r : nat) (R : cost K) alpha v0
    (D : oracle -> Prop) (o : oracle) n (c c' : F) :
  Pr P H $(1 # 2) -> Xi d N a epshat r R O v0 -> 0 < a -> (Networks.P N + 2 <= r)%nat -> 0 <= epshat ->
  cost_function_within r close epshat R -> 0 <= alpha < kappa close -> c <= $(1 # 2) -> $(1 # 2) <= c' ->
  let success := ends (coin_of (D := D) H (labels r) v0) o (within_Xi d N a epshat r R alpha n) in
  at_least P success c /\ at_most P success c'.
Proof.
  intros HH V Ha Hr He HR A L L' success.
  destruct (coin_half P (D := D) H (labels r) v0 o _ HH (far_any_n d N a close epshat r R Ha Hr HR alpha n v0 He A V))
    as [C C'].
  split; [revert C; apply at_least_within; [auto | exact L] |]. intros p Hp.
  apply (le_trans _ $(1 # 2)); [exact (C' p Hp) | exact L'].
Qed.
