(** * A8: the price in precision

    A8.  Let phi be a network of hidden widths N with P(N) < n - 1, all its weights (biases are free) at most W in
    absolute value, and |phi(z^k) - f_a(z^k)| <= e for all k <= n.  Then W^L N_1 ... N_{L-1} delta >= 1 - 2e.

    Idea.  Let g be the step from 0 to 1 at e.  By A3 some x^k fails for g.  Not one of label 0, for there z^k =
    x^k; so phi(x^k) <= e at a point of label 1, although phi(z^k) >= 1 - e: the network rises by 1 - 2e over a step
    delta e_2.  The first layer turns that step into at most W delta in each coordinate, and layer l multiplies by
    at most N_{l-1} W.

    Equality is attained, whatever the widths: all weights are W or 0, and only the second coordinate is seen. *)

From Coq Require Import ZArith QArith List Lia Setoid.
From Barriers Require Import OrderedFields Archimedean Networks Classification Alternation Instability StableNetwork.
Import ListNotations.
Open Scope field_scope.

Section Precision.
Context {K : archimedean_field}.
Local Notation vector := (vector K).
Local Notation neuron := (neuron K).
Local Notation layer := (layer K).
Local Notation network := (network K).
Local Notation "0" := (@fzero K) : field_scope.
Local Notation "1" := (@fone K) : field_scope.
Local Notation eps := (@eps K).
Local Notation eps_pos := (@eps_pos K).
Local Notation label := (@label K).
Local Notation Qnat := (@Qnat K).
Local Notation Qnat_pos := (@Qnat_pos K).
Local Notation label_range := (@label_range K).
Local Notation label_0_or_1 := (@label_0_or_1 K).
Add Field K_f : (K_field K) (morphism (of_Q_morph K), constants [f_cst], setoid (K_setoid K) (K_ext K)).

Definition bounded (W : K) (n : neuron) : Prop := Forall (fun w => fabs w <= W) (weights n).

Definition weights_at_most (W : K) (phi : network) : Prop :=
  Forall (Forall (bounded W)) (hidden phi) /\ bounded W (output phi).

Definition product (N : list nat) : nat := fold_right Nat.mul 1%nat N.

(** W^L *)
Fixpoint power (W : K) (L : nat) : K := match L with O => 1 | S L => W * power W L end.

Lemma power_S W L : power W (S L) == W * power W L.
Proof. reflexivity. Qed.

Lemma Qnat_mul i j : Qnat (i * j) == Qnat i * Qnat j.
Proof. unfold Qnat. rewrite Nat2Z.inj_mul, of_Z_times. reflexivity. Qed.

(** ** How far values may move *)

Definition close (r u v : K) : Prop := - r <= u - v <= r.

Lemma relu_close r u v : close r u v -> close r (relu u) (relu v).
Proof.
  unfold close. intros H.
  destruct (lt_le_dec u 0), (lt_le_dec v 0);
    rewrite ?(relu_pos u), ?(relu_neg u), ?(relu_pos v), ?(relu_neg v) by fra; fra.
Qed.

Section Bound.
Variable W : K.
Hypothesis W_nonneg : 0 <= W.

Lemma dot_close w r x y : 0 <= r -> Forall (fun q => fabs q <= W) w -> Forall2 (close r) x y ->
  close (Qnat (length x) * (W * r)) (dot w x) (dot w y).
Proof.
  intros Hr Hw H. revert w Hw. induction H as [|u v x y Huv H IH]; intros w Hw.
  - destruct w; simpl; unfold close; change (Qnat 0) with 0; fra.
  - pose proof (Qnat_pos (length x)). assert (0 <= W * r) by fnra. cbn [length]. destruct w as [|a w]; cbn [dot].
    + unfold close. rewrite Qnat_S. fnra.
    + inversion_clear Hw as [|? ? Ha Hw']. apply abs_le_condition in Ha. specialize (IH w Hw'). unfold close in *.
      rewrite Qnat_S.
      assert (- (W * r) <= a * u - a * v <= W * r) by fnra. fra.
Qed.

Lemma layer_close l r x y : 0 <= r -> Forall (bounded W) l -> Forall2 (close r) x y ->
  Forall2 (close (Qnat (length x) * (W * r))) (relu_layer x l) (relu_layer y l).
Proof.
  intros Hr Hl H. induction Hl as [|m l Hm Hl IH]; simpl; constructor; [|exact IH].
  apply relu_close. unfold affine_form, close. pose proof (dot_close _ _ _ _ Hr Hm H) as D. unfold close in D. fra.
Qed.

(** The layers after the first: [layers], then the output neuron. *)
Lemma layers_close out layers : forall r x y, 0 <= r -> bounded W out -> Forall (Forall (bounded W)) layers ->
  Forall2 (close r) x y ->
  close (power W (S (length layers)) * Qnat (length x * product (map (@length neuron) layers)) * r)
    (affine_form out (fold_left relu_layer layers x)) (affine_form out (fold_left relu_layer layers y)).
Proof.
  induction layers as [|l layers IH]; intros r x y Hr Ho Hl H.
  - pose proof (dot_close _ _ _ _ Hr Ho H) as D. simpl fold_left. unfold close, affine_form in *.
    rewrite power_S, Qnat_mul. change (power W (length [])) with 1. simpl product. change (Qnat 1) with 1. fra.
  - inversion_clear Hl as [|? ? Hl1 Hl2]. pose proof (layer_close l r x y Hr Hl1 H) as D.
    pose proof (Qnat_pos (length x)).
    assert (0 <= Qnat (length x) * (W * r)) as Hr' by (assert (0 <= W * r) by fnra; fnra).
    specialize (IH _ _ _ Hr' Ho Hl2 D). simpl fold_left. unfold close in *. cbn [map product fold_right length] in *.
    fold (product (map (@length neuron) layers)). set (p := product (map (@length neuron) layers)) in *.
    assert (E : length (relu_layer x l) = length l) by apply map_length. rewrite E, Qnat_mul in IH.
    rewrite power_S, !Qnat_mul.
    setoid_replace (W * power W (S (length layers)) * (Qnat (length x) * (Qnat (length l) * Qnat p)) * r)
      with (power W (S (length layers)) * (Qnat (length l) * Qnat p) * (Qnat (length x) * (W * r))) by ring.
    exact IH.
Qed.

(** A step delta in the second coordinate. *)
Lemma first_layer_close l u v v' rest delta : Forall (bounded W) l -> close delta v v' ->
  Forall2 (close (W * delta)) (relu_layer (u :: v :: rest) l) (relu_layer (u :: v' :: rest) l).
Proof.
  intros Hl Hv. unfold close in Hv. induction Hl as [|m l Hm Hl IH]; simpl; constructor; [|exact IH].
  apply relu_close. unfold affine_form, close. destruct m as [w b]. unfold bounded in Hm. cbn [weights bias] in *.
  destruct w as [|w1 [|w2 w]]; simpl; try fnra.
  inversion_clear Hm as [|? ? _ Hm']. inversion_clear Hm' as [|? ? H2 _]. apply abs_le_condition in H2.
  assert (- (W * delta) <= w2 * v - w2 * v' <= W * delta) by fnra. fra.
Qed.

Lemma step_in_e2 d N phi u v v' rest delta : NN d N phi -> weights_at_most W phi -> close delta v v' ->
  close (power W (S (length N)) * Qnat (product N) * delta) (value phi (u :: v :: rest)) (value phi (u :: v' :: rest)).
Proof.
  intros [_ [HN [_ [E _]]]] [Hh Ho] Hv. unfold value.
  destruct (hidden phi) as [|l layers]; [symmetry in E; contradiction|].
  inversion_clear Hh as [|? ? Hl Hls]. pose proof (first_layer_close l u v v' rest delta Hl Hv) as D.
  assert (0 <= W * delta) as Hr by (unfold close in Hv; fnra).
  pose proof (layers_close (output phi) layers _ _ _ Hr Ho Hls D) as C. simpl fold_left.
  rewrite <- E. cbn [map product fold_right length]. fold (product (map (@length neuron) layers)).
  assert (L : length (relu_layer (u :: v :: rest) l) = length l) by apply map_length. rewrite L in C.
  rewrite map_length. unfold close in *. rewrite power_S.
  setoid_replace (W * power W (S (length layers)) * Qnat (length l * product (map (@length neuron) layers)) * delta)
    with (power W (S (length layers)) * Qnat (length l * product (map (@length neuron) layers)) * (W * delta)) by ring.
  exact C.
Qed.
End Bound.

(** ** A8 *)

(** Some training point of label 1 loses its label with its tiny print. *)
Lemma label_1_point d N phi a delta n e : NN d N phi -> $(1 # 2) <= a <= 1 -> (P N + 1 < n)%nat ->
  (forall k, (1 <= k <= n)%nat -> fabs (value phi (z_point d a delta k) - f a (z_point d a delta k)) <= e) ->
  exists k, (1 <= k <= n)%nat /\ label k = 1 /\ value phi (x_point d a k) <= e.
Proof.
  intros H Ha Hn He. set (g y := if le_bool y e then 0 else 1).
  assert (Hg : monotone g).
  { left. intros u v Huv. unfold g. destruct (le_bool u e) eqn:Eu, (le_bool v e) eqn:Ev; try fra.
    apply le_bool_iff in Ev. assert (u <= e) as C by fra. apply le_bool_iff in C. congruence. }
  assert (fabs 0 <= eps n) as Ht by (rewrite abs_pos by fra; apply lt_le, eps_pos).
  pose proof (A3_on_the_line d N phi g a 0 n H Hg Ha Ht) as A.
  destruct (count_some (fun k => fails g phi a (p_point d a 0 k)) n) as [k [Hk E]]; [lia|].
  rewrite (fails_same g phi a _ (x_point d a k) Hg) in E by (simpl; constructor; [ring|apply same_refl]).
  exists k. split; [exact Hk|]. unfold fails in E. rewrite (f_x_point d a n k Ha Hk) in E. apply le_bool_iff in E.
  unfold g in E. destruct (le_bool (value phi (x_point d a k)) e) eqn:B.
  - apply le_bool_iff in B. destruct (label_0_or_1 k) as [L|L]; [|split; [exact L|exact B]].
    rewrite L in E. pose proof (abs_spec (0 - 0)). fra.
  - exfalso. destruct (label_0_or_1 k) as [L|L]; rewrite L in E; [|pose proof (abs_spec (1 - 1)); fra].
    pose proof (He k Hk) as Z. rewrite (f_proper a _ (x_point d a k)), (f_x_point d a n k Ha Hk), L in Z by reflexivity.
    apply abs_le_condition in Z. rewrite (value_same phi _ (x_point d a k)) in Z.
    + assert (value phi (x_point d a k) <= e) as C by fra. apply le_bool_iff in C. congruence.
    + unfold z_point. rewrite (f_x_point d a n k Ha Hk), L. constructor; [reflexivity|].
      constructor; [ring|apply same_refl].
Qed.

Lemma weights_bound_nonneg d N phi W : NN d N phi -> weights_at_most W phi -> 0 <= W.
Proof.
  intros [Hd [HN [Hw [E S]]]] [Hh _].
  destruct (hidden phi) as [|[|m l] layers]; simpl in E; subst N; [contradiction| |].
  - inversion_clear Hw. lia.
  - simpl in S. destruct S as [S _]. inversion_clear S as [|? ? Lm _]. inversion_clear Hh as [|? ? Hl _].
    inversion_clear Hl as [|? ? Hm _]. destruct m as [[|w ws] b]; simpl in *; [lia|].
    inversion_clear Hm as [|? ? H0 _]. pose proof (abs_nonneg w). fra.
Qed.

Theorem A8_price_in_precision : forall d N phi a delta n e W,
  NN d N phi -> $(1 # 2) <= a <= 1 -> 0 <= delta -> (P N + 1 < n)%nat -> weights_at_most W phi ->
  (forall k, (1 <= k <= n)%nat -> fabs (value phi (z_point d a delta k) - f a (z_point d a delta k)) <= e) ->
  1 - $2 * e <= power W (length N + 1) * Qnat (product N) * delta.
Proof.
  intros d N phi a delta n e W H Ha Hdelta Hn HW He.
  destruct (label_1_point d N phi a delta n e H Ha Hn He) as [k [Hk [L Hx]]].
  pose proof (He k Hk) as Z. rewrite (f_proper a _ (x_point d a k)), (f_x_point d a n k Ha Hk), L in Z by reflexivity.
  apply abs_le_condition in Z. pose proof (weights_bound_nonneg d N phi W H HW) as HW0.
  assert (C : close delta (delta * f a (x_point d a k)) 0) by (rewrite (f_x_point d a n k Ha Hk), L; unfold close; fra).
  pose proof (step_in_e2 W HW0 d N phi (abscissa a k) _ 0 (repeat 0 (d - 2)) delta H HW C) as D.
  fold (z_point d a delta k) in D. fold (x_point d a k) in D. unfold close in D. rewrite Nat.add_1_r. fra.
Qed.

(** ** Equality *)

Section Equality.
Variables (W e : K).
Hypothesis W_nonneg : 0 <= W.

(** All weights are W: the layers of the widths N upon m inputs, and the output neuron. *)
Fixpoint heavy (m : nat) (N : list nat) : list layer * neuron :=
  match N with
  | [] => ([], {| weights := repeat W m; bias := e |})
  | k :: N' => (repeat {| weights := repeat W m; bias := 0 |} k :: fst (heavy k N'), snd (heavy k N'))
  end.

(** x |-> e + W^L N_1 ... N_{L-1} rho(x_2), of the hidden widths k and N: the first layer sees x_2 alone. *)
Definition heavy_network (d k : nat) (N : list nat) : network :=
  {| hidden := repeat {| weights := 0 :: W :: repeat 0 (d - 2); bias := 0 |} k :: fst (heavy k N);
     output := snd (heavy k N) |}.

Lemma dot_heavy v x : Forall (fun u => u == v) x -> dot (repeat W (length x)) x == Qnat (length x) * (W * v).
Proof.
  induction 1 as [|u x E H IH]; simpl; [change (Qnat 0) with 0; ring|]. rewrite E, IH, Qnat_S. ring.
Qed.

(** Equal neurons have equal values. *)
Lemma layer_repeat n (v : K) x k : relu (affine_form n x) == v ->
  Forall (fun u => u == v) (relu_layer x (repeat n k)) /\ length (relu_layer x (repeat n k)) = k.
Proof.
  intros E. split; [|unfold relu_layer; rewrite map_length; apply repeat_length].
  apply Forall_map, Forall_forall. intros m Hm. apply repeat_spec in Hm. subst m. exact E.
Qed.

Lemma heavy_value N : forall v x, 0 <= v -> Forall (fun u => u == v) x ->
  affine_form (snd (heavy (length x) N)) (fold_left relu_layer (fst (heavy (length x) N)) x) ==
  power W (S (length N)) * Qnat (length x * product N) * v + e.
Proof.
  induction N as [|k N IH]; intros v x Hv Hx.
  - unfold affine_form. simpl. rewrite (dot_heavy v x Hx), Nat.mul_1_r. ring.
  - pose proof (Qnat_pos (length x)).
    assert (Hv' : 0 <= Qnat (length x) * (W * v)) by (assert (0 <= W * v) by fnra; fnra).
    destruct (layer_repeat {| weights := repeat W (length x); bias := 0 |} (Qnat (length x) * (W * v)) x k) as [F L].
    { unfold affine_form. simpl. rewrite plus_0_r, (dot_heavy v x Hx). apply relu_pos, Hv'. }
    specialize (IH _ _ Hv' F). rewrite L in IH. cbn [heavy fst snd fold_left]. rewrite IH.
    cbn [length product fold_right]. fold (product N). rewrite (power_S W (S (length N))), !Qnat_mul. ring.
Qed.

Lemma heavy_shaped N : forall m, shaped m (fst (heavy m N)) (snd (heavy m N)) /\
  map (@length neuron) (fst (heavy m N)) = N /\
  Forall (Forall (bounded W)) (fst (heavy m N)) /\ bounded W (snd (heavy m N)).
Proof.
  assert (B : forall m c, bounded W {| weights := repeat W m; bias := c |}).
  { intros m c. apply Forall_forall. intros w Hw. apply repeat_spec in Hw. subst w. rewrite abs_pos; fra. }
  induction N as [|k N IH]; intros m; [simpl; auto using repeat_length|]. destruct (IH k) as [S [E [F G]]].
  cbn [heavy fst snd shaped map]. rewrite repeat_length, E. repeat split; auto.
  - apply Forall_forall. intros n Hn. apply repeat_spec in Hn. subst n. apply repeat_length.
  - constructor; [|exact F]. apply Forall_forall. intros n Hn. apply repeat_spec in Hn. subst n. apply B.
Qed.
End Equality.

Theorem A8_attained : forall d N a delta W e,
  (2 <= d)%nat -> N <> [] -> Forall (le 1) N -> $(1 # 2) <= a <= 1 -> 0 <= delta -> 0 <= W -> 0 <= e ->
  1 - $2 * e == power W (length N + 1) * Qnat (product N) * delta ->
  exists phi, NN d N phi /\ weights_at_most W phi /\
    forall k, (1 <= k)%nat -> fabs (value phi (z_point d a delta k) - f a (z_point d a delta k)) == e.
Proof.
  intros d [|k N] a delta W e Hd Hne HN Ha Hdelta HW He E; [contradiction|]. exists (heavy_network W e d k N).
  destruct (heavy_shaped W e HW N k) as [Rows [Sizes [F G]]]. split; [|split].
  - repeat (split; [assumption || lia|]). cbn [heavy_network hidden output map shaped]. rewrite repeat_length, Sizes.
    repeat split; [|exact Rows]. apply Forall_forall. intros n Hn. apply repeat_spec in Hn. subst n. simpl.
    rewrite repeat_length. lia.
  - split; [|exact G]. constructor; [|exact F]. apply Forall_forall. intros n Hn. apply repeat_spec in Hn. subst n.
    apply Forall_forall. simpl. intros w [<-|[<-|Hw]]; [rewrite abs_pos; fra..|].
    apply repeat_spec in Hw. subst w. rewrite abs_pos; fra.
  - intros j Hj. rewrite (f_proper a _ (x_point d a j)) by reflexivity. unfold z_point.
    rewrite (f_x_point d a j j Ha (conj Hj (le_n j))). set (x := abscissa a j :: _).
    assert (V : value (heavy_network W e d k N) x == (1 - $2 * e) * label j + e).
    { destruct (layer_repeat {| weights := 0 :: W :: repeat 0 (d - 2); bias := 0 |} (W * (delta * label j)) x k)
        as [Eq L]; pose proof (label_range j).
      - unfold affine_form, x. simpl. rewrite dot_zero.
        setoid_replace (0 * abscissa a j + (W * (delta * label j) + 0) + 0) with (W * (delta * label j)) by ring.
        apply relu_pos. assert (0 <= delta * label j) by fnra. fnra.
      - unfold value, heavy_network. cbn [hidden output fold_left]. set (y := relu_layer x _) in *. rewrite <- L at 1 2.
        rewrite (heavy_value W e HW N (W * (delta * label j)) y);
          [|assert (0 <= delta * label j) by fnra; fnra|exact Eq].
        rewrite E, L, Nat.add_1_r. cbn [length product fold_right]. fold (product N).
        rewrite (power_S W (S (length N))). ring. }
    rewrite V. destruct (label_0_or_1 j) as [-> | ->]; [rewrite abs_pos|rewrite abs_neg]; fra.
Qed.

(** ** What computes *)

(** The largest absolute value of a weight: [weights_at_most] as a number. *)
Definition all_weights (phi : network) : vector := flat_map weights (concat (hidden phi) ++ [output phi]).
Definition largest_weight (phi : network) : K := fold_right (fun w m => fmax (fabs w) m) 0 (all_weights phi).

Lemma largest_weight_bounds phi W : 0 <= W -> weights_at_most W phi <-> largest_weight phi <= W.
Proof.
  intros HW. transitivity (Forall (fun w => fabs w <= W) (all_weights phi)).
  - unfold weights_at_most, all_weights, bounded. rewrite Forall_flat_map, Forall_app, Forall_concat.
    split; intros [H H']; (split; [exact H|]); [repeat constructor; exact H'|inversion_clear H'; assumption].
  - unfold largest_weight. induction (all_weights phi) as [|w ws IH]; simpl; [split; [intros _; exact HW|constructor]|].
    rewrite max_lub_iff, <- IH. split; [intros H; inversion_clear H|constructor]; intuition.
Qed.
End Precision.
