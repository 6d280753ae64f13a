(** * What certificates of A3, A4 and A5 share: the network, the training set, the parameters a

    The k-th point is (x_k, delta * label k, 0, ..., 0).  For the a with lo < a <= hi, a/(k+1) <= x_k - r and
    x_k + r < a/k: f_a is label k on the closed r-ball about the k-th point. *)

From Coq Require Import ZArith QArith List Lia Setoid Bool String.
From Barriers Require Import Json Sha256 Numerals NetworkChecker Intervals.
From Barriers Require Import OrderedFields Archimedean Networks Classification.
Import ListNotations.
Open Scope Q_scope.

Record setting := {
  (** the claim *)
  widths : list Z;
  points : Z;
  dimension : Z;
  delta : Q;
  radius : Q;
  a_low : Q;
  a_high : Q;
  network_sha256 : string;
  data_sha256 : string;
  (** the witness *)
  network_json : json;
  data_json : json;
  phi : qnetwork;
  x1 : list Q;
  data_delta : Q;
  data_radius : Q;
  data_dimension : Z
}.

Definition as_setting (claim witness : json) : option setting :=
  let* widths := ints_at "widths" claim in
  let* points := int_at "points" claim in
  let* dimension := int_at "dimension" claim in
  let* delta := number_at "delta" claim in
  let* radius := number_at "radius" claim in
  let* ends := numbers_at "a_interval" claim in
  let* network_sha256 := text_at "network_sha256" claim in
  let* data_sha256 := text_at "data_sha256" claim in
  let* network := field "network" witness in
  let* data := field "data" witness in
  let* phi := as_network network in
  let* x1 := numbers_at "x1" data in
  let* data_delta := number_at "delta" data in
  let* data_radius := number_at "radius" data in
  let* data_dimension := int_at "dimension" data in
  match ends with
  | [a_low; a_high] => Some {|
      widths := widths; points := points; dimension := dimension; delta := delta; radius := radius;
      a_low := a_low; a_high := a_high; network_sha256 := network_sha256; data_sha256 := data_sha256;
      network_json := network; data_json := data; phi := phi; x1 := x1;
      data_delta := data_delta; data_radius := data_radius; data_dimension := data_dimension |}
  | _ => None
  end.

(** ** What it says *)

Definition inputs (c : setting) : nat := Z.to_nat (dimension c).

Section Meaning.
Context {K : archimedean_field}.
Open Scope field_scope.
Local Notation "0" := (@fzero K) : field_scope.
Local Notation "1" := (@fone K) : field_scope.

(** The network, r, delta, and the k-th point. *)
Definition the_network (c : setting) : network K := network_of (phi c).
Definition radius_of (c : setting) : K := of_Q (radius c).
Definition delta_of (c : setting) : K := of_Q (delta c).
Definition abscissa_of (c : setting) (k : nat) : K := of_Q (nth (k - 1) (x1 c) 0%Q).
Definition point (c : setting) (k : nat) : vector K :=
  abscissa_of c k :: delta_of c * label k :: repeat 0 (inputs c - 2).
Definition served (c : setting) (a : K) : Prop := $(1 # 2) <= a <= 1 /\ of_Q (a_low c) < a <= of_Q (a_high c).

Definition setting_holds (c : setting) : Prop :=
  let n := List.length (x1 c) in
  network_sha256 c = sha256 (text (network_json c) ++ newline) /\
  data_sha256 c = sha256 (text (data_json c) ++ newline) /\
  NN (inputs c) (hidden_widths (phi c)) (the_network c) /\
  widths c = (dimension c :: map Z.of_nat (hidden_widths (phi c)) ++ [1%Z])%list /\
  points c = Z.of_nat n /\ (1 <= points c)%Z /\ (2 <= dimension c)%Z /\ dimension c = data_dimension c /\
  0 < delta_of c <= radius_of c /\ (delta c == data_delta c)%Q /\ (radius c == data_radius c)%Q /\
  (exists a, served c a) /\
  forall a, served c a ->
    separated_stable (inputs c) (f a) (radius_of c) (map (point c) (seq 1 n)) /\
    forall k p, (1 <= k <= n)%nat -> List.length p = inputs c ->
      distance p (point c k) <= radius_of c -> f a p = label k.
End Meaning.

(** ** The checker *)

(** For every point k (x + r) <= lo and hi <= (k + 1) (x - r), and both are attained. *)
Fixpoint check_bounds (lo hi r : Q) (k : Z) (xs : list Q) (low_met high_met : bool) : bool :=
  match xs with
  | [] => low_met && high_met
  | x :: xs =>
      let l := inject_Z k * (x + r) in
      let h := inject_Z (k + 1) * (x - r) in
      if Qle_bool l lo && Qle_bool hi h
      then check_bounds lo hi r (k + 1) xs (low_met || Qeq_bool l lo) (high_met || Qeq_bool hi h)
      else false
  end.
Definition check_parameters (c : setting) : bool :=
  qlt (a_low c) (a_high c) && qlt (a_low c) 1 && Qle_bool (1 # 2) (a_high c) &&
  check_bounds (a_low c) (a_high c) (radius c) 1 (x1 c) false false.

Definition check_network (c : setting) : bool :=
  String.eqb (network_sha256 c) (digest (network_json c)) &&
  all2 Z.eqb (widths c) (shown_widths (dimension c) (phi c)) && check_shape (dimension c) (phi c).

Definition check_data (c : setting) : bool :=
  has_keys ["delta"; "dimension"; "radius"; "x1"]%string (data_json c) &&
  String.eqb (data_sha256 c) (digest (data_json c)) &&
  (points c =? size (x1 c))%Z && (1 <=? points c)%Z && (2 <=? dimension c)%Z && (dimension c =? data_dimension c)%Z &&
  qlt 0 (delta c) && Qle_bool (delta c) (radius c) &&
  Qeq_bool (delta c) (data_delta c) && Qeq_bool (radius c) (data_radius c) &&
  forallb (fun x => Qle_bool x 1) (x1 c).

Definition check_setting (c : setting) : bool := check_network c && check_data c && check_parameters c.

(** ** Soundness *)

Lemma all2_eqb x : forall y, all2 Z.eqb x y = true -> x = y.
Proof.
  induction x as [|u x IH]; intros [|v y] H; try discriminate; [reflexivity|]. apply all2_cons in H.
  destruct H as [E H]. apply Z.eqb_eq in E. rewrite E, (IH y H). reflexivity.
Qed.

Lemma check_bounds_sound lo hi r xs : forall k lm hm, check_bounds lo hi r k xs lm hm = true ->
  forall i, (i < List.length xs)%nat ->
    inject_Z (k + Z.of_nat i) * (nth i xs 0 + r) <= lo /\ hi <= inject_Z (k + Z.of_nat i + 1) * (nth i xs 0 - r).
Proof.
  induction xs as [|x xs IH]; intros k lm hm H i Hi; [simpl in Hi; lia|]. cbn [check_bounds] in H.
  destruct (Qle_bool _ lo) eqn:L; [|discriminate]. destruct (Qle_bool hi _) eqn:U; [|discriminate].
  apply Qle_bool_iff in L, U. destruct i as [|i].
  - rewrite Z.add_0_r. split; assumption.
  - simpl in Hi. specialize (IH _ _ _ H i ltac:(lia)). rewrite Nat2Z.inj_succ.
    replace (k + Z.succ (Z.of_nat i))%Z with (k + 1 + Z.of_nat i)%Z by lia. exact IH.
Qed.

Section Sound.
Context {K : archimedean_field}.
Open Scope field_scope.
Local Notation "0" := (@fzero K) : field_scope.
Local Notation "1" := (@fone K) : field_scope.
Local Notation Qnat := (@Qnat K).
Local Notation label := (@label K).
Add Field K_f : (K_field K) (morphism (of_Q_morph K), constants [f_cst], setoid (K_setoid K) (K_ext K)).
Variable c : setting.
Let n := List.length (x1 c).
Let x (k : nat) : K := abscissa_of c k.
Let r : K := radius_of c.
Implicit Types (a : K) (p : vector K).
Hypothesis data : check_data c = true.
Hypothesis parameters : check_parameters c = true.

Lemma delta_radius : 0 < delta_of c <= r.
Proof.
  unfold check_data in data. rewrite !andb_true_iff in data. change (0 : K) with (of_Q 0 : K).
  split; [apply qlt_field|apply qle_field]; tauto.
Qed.
Lemma two_inputs : (2 <= inputs c)%nat.
Proof.
  unfold check_data in data. rewrite !andb_true_iff, !Z.leb_le in data. unfold inputs. lia.
Qed.
Lemma at_most_1 k : (1 <= k <= n)%nat -> x k <= 1.
Proof.
  intros Hk. unfold check_data in data. rewrite !andb_true_iff in data. destruct data as [_ F].
  rewrite forallb_forall in F. change (1 : K) with (of_Q 1 : K). apply qle_field, F, nth_In. fold n. lia.
Qed.

Lemma ends_served : exists a : K, served c a.
Proof.
  unfold check_parameters in parameters. rewrite !andb_true_iff, !(qlt_field (K := K)), (qle_field (K := K))
    in parameters.
  destruct parameters as [[[L1 L2] L3] _]. exists (fmin 1 (of_Q (a_high c))). unfold served.
  change (of_Q 1 : K) with (1 : K) in L2. pose proof (min_spec 1 (of_Q (a_high c) : K)).
  assert ($(1 # 2) <= (1 : K)) by fra. fra.
Qed.

Lemma bounds_at k : (1 <= k <= n)%nat ->
  Qnat k * (x k + r) <= of_Q (a_low c) /\ of_Q (a_high c) <= (Qnat k + 1) * (x k - r).
Proof.
  intros Hk. unfold check_parameters in parameters. rewrite !andb_true_iff in parameters.
  destruct parameters as [_ B]. destruct (check_bounds_sound _ _ _ _ _ _ _ B (k - 1)%nat) as [L U]; [fold n; lia|].
  replace (1 + Z.of_nat (k - 1))%Z with (Z.of_nat k) in L, U by lia. apply (of_Q_le K) in L, U.
  rewrite q_mul, q_add in L. rewrite q_mul, q_sub in U.
  change (of_Q (inject_Z (Z.of_nat k + 1)) : K) with (of_Z (Z.of_nat k + 1) : K) in U. rewrite of_Z_plus in U.
  split; assumption.
Qed.

Lemma left_positive a k : served c a -> (1 <= k <= n)%nat -> r < x k.
Proof.
  intros [Ha Hi] Hk. destruct (bounds_at k Hk) as [_ U]. pose proof (Qnat_pos (K := K) k).
  destruct (lt_le_dec r (x k)) as [L|L]; [exact L|exfalso].
  assert ((Qnat k + 1) * (x k - r) <= 0) by fnra. fra.
Qed.

Lemma label_near a k (p : vector K) : served c a -> (1 <= k <= n)%nat -> fabs (first p - x k) <= r -> f a p = label k.
Proof.
  intros S Hk Hp. pose proof (left_positive a k S Hk) as Pos. destruct S as [Ha Hi]. apply abs_le_condition in Hp.
  destruct (bounds_at k Hk) as [L U]. pose proof (Qnat_pos (K := K) k) as K0.
  assert (Qnat k * first p <= Qnat k * (x k + r)) by (clear - Hp K0; fnra).
  assert ((Qnat k + 1) * (x k - r) <= (Qnat k + 1) * first p) by (clear - Hp K0; fnra).
  apply f_label; fra.
Qed.

Lemma label_on_ball a k p : served c a -> (1 <= k <= n)%nat -> List.length p = inputs c ->
  distance p (point c k) <= r -> f a p = label k.
Proof.
  intros S Hk Hl Hp. apply label_near; [exact S|exact Hk|]. pose proof two_inputs.
  destruct p as [|u p]; [simpl in Hl; lia|]. eapply le_trans; [apply distance_first|exact Hp].
Qed.

Lemma points_apart a i j : served c a -> (1 <= i < j)%nat -> (j <= n)%nat -> $2 * r <= x i - x j.
Proof.
  intros S Hij Hj. pose proof (left_positive a j S ltac:(lia)) as Pos. destruct S as [Ha Hi].
  destruct (bounds_at i ltac:(lia)) as [_ U]. destruct (bounds_at j ltac:(lia)) as [L _].
  assert (O : Qnat i + 1 <= Qnat j) by (rewrite <- Qnat_S; apply Qnat_le; lia).
  pose proof (Qnat_pos (K := K) i) as P0. pose proof delta_radius as D.
  destruct (lt_le_dec (x i - x j) ($2 * r)) as [B|B]; [exfalso|exact B].
  assert ((Qnat i + 1) * (x j + r) <= Qnat j * (x j + r)) by (clear - O Pos D; fnra).
  assert ((Qnat i + 1) * (x i - r) <= (Qnat i + 1) * (x j + r)) by (clear - B P0; fnra). fra.
Qed.

Lemma point_in_cube a k : served c a -> (1 <= k <= n)%nat -> cube (K := K) (inputs c) (point c k).
Proof.
  intros S Hk. pose proof (left_positive a k S Hk) as H1. pose proof (at_most_1 k Hk) as H2.
  pose proof delta_radius as H3.
  pose proof two_inputs. pose proof (label_range (K := K) k) as H4. unfold point. fold (x k).
  split; [simpl; rewrite repeat_length; lia|].
  constructor; [fra|]. constructor; [clear - H1 H2 H3 H4; split; fnra|].
  apply Forall_forall. intros q Hq. apply repeat_spec in Hq. subst. fra.
Qed.

Lemma distance_self (y : vector K) : distance y y == 0.
Proof.
  induction y as [|u y IH]; cbn [distance]; [reflexivity|]. rewrite IH.
  setoid_replace (u - u) with 0 by ring. pose proof (abs_spec (0 : K)). pose proof (max_spec (fabs 0) (0 : K)). fra.
Qed.

Lemma separated a : served c a -> separated_stable (K := K) (inputs c) (f a) r (map (point c) (seq 1 n)).
Proof.
  intros S. split; [|split].
  - apply Forall_forall. intros y Hy. apply in_map_iff in Hy. destruct Hy as [k [<- Hk]]. apply in_seq in Hk.
    apply (point_in_cube a); [exact S|lia].
  - assert (G : forall m i, (1 <= i)%nat -> (i + m <= 1 + n)%nat ->
      ForallOrdPairs (fun u v => $2 * r <= distance u v) (map (point c) (seq i m))); [|apply G; lia].
    induction m as [|m IH]; intros i Hi Hm; simpl; constructor; [|apply IH; lia].
    apply Forall_forall. intros y Hy. apply in_map_iff in Hy. destruct Hy as [j [<- Hj]]. apply in_seq in Hj.
    pose proof (points_apart a i j S ltac:(lia) ltac:(lia)) as A.
    eapply le_trans; [|apply distance_first]. fold (x i) (x j). eapply le_trans; [exact A|apply le_abs].
  - intros u y Hu Hy Huy. apply in_map_iff in Hu. destruct Hu as [k [<- Hk]]. apply in_seq in Hk.
    pose proof (point_in_cube a k S ltac:(lia)) as [Lk _]. pose proof delta_radius as D.
    assert (E : f a (point c k) = label k).
    { apply label_on_ball; [exact S|lia|exact Lk|]. rewrite distance_self. fra. }
    rewrite E, (label_on_ball a k y S); [reflexivity|lia|apply Hy|apply lt_le, Huy].
Qed.

Lemma network_fits : check_network c = true ->
  network_sha256 c = sha256 (text (network_json c) ++ newline) /\
  NN (inputs c) (hidden_widths (phi c)) (the_network c : network K) /\
  widths c = (dimension c :: map Z.of_nat (hidden_widths (phi c)) ++ [1%Z])%list.
Proof.
  unfold check_network. rewrite !andb_true_iff. intros [[H1 H2] H3]. apply String.eqb_eq in H1.
  rewrite digest_is in H1. apply all2_eqb in H2. rewrite shown_widths_are in H2.
  split; [exact H1|]. split; [apply check_shape_sound, H3|exact H2].
Qed.
End Sound.

Lemma check_setting_sound {K : archimedean_field} c : check_setting c = true -> setting_holds (K := K) c.
Proof.
  unfold check_setting. rewrite !andb_true_iff. intros [[N D] P].
  pose proof (network_fits (K := K) c N) as [H1 [H2 H3]].
  pose proof D as E. unfold check_data in E.
  rewrite !andb_true_iff, !Z.leb_le, !Z.eqb_eq, !Qeq_bool_iff, String.eqb_eq, digest_is, size_length in E.
  pose proof (delta_radius (K := K) c D) as R.
  unfold setting_holds. repeat (split; [tauto|]). split; [exact (ends_served c P)|]. intros a S. split.
  - exact (separated c D P a S).
  - intros k p. exact (label_on_ball c D P a k p S).
Qed.
