(** * Networks that exist: A2 fits the data, A5 is stable, a constant attains the 1/2 of B0

    A2.  phi(x) = rho(x_2) / delta is in every NN_{N,L} with d >= 2, and equals f_a at every z^k.
    A5.  For n >= 2 there is a network with one hidden layer of 2(n-1) neurons that equals f_a on the closed balls
    of radius eps(n) about z^1, ..., z^n, in all coordinates.

    Idea.  A2: one neuron does the work, further layers copy it (rho(y) = y for y >= 0), all other neurons are
    silent.
    A5: the intervals of radius eps(n) about the abscissae are disjoint by A1.  Two neurons make a ramp that is 1 to
    the left of the gap between neighbouring intervals k+1 and k, and 0 to its right; add label(k+1) - label(k)
    times each ramp to label(1). *)

From Coq Require Import ZArith QArith List Lia Setoid.
From Barriers Require Import OrderedFields Archimedean Networks Classification Alternation Instability.
Import ListNotations.
Open Scope field_scope.

Section StableNetwork.
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
Add Field K_f : (K_field K) (morphism (of_Q_morph K), constants [f_cst], setoid (K_setoid K) (K_ext K)).

(** ** One neuron, copied from layer to layer *)

Definition unit (m : nat) : vector := 1 :: repeat 0 (m - 1).
Definition silent (m : nat) : neuron := {| weights := repeat 0 m; bias := 0 |}.

(** A layer with m inputs and k neurons, of which only the first does anything. *)
Definition lone (m k : nat) (w : vector) : layer := {| weights := w; bias := 0 |} :: repeat (silent m) (k - 1).

Fixpoint copies (m : nat) (N : list nat) : list layer :=
  match N with
  | [] => []
  | k :: N' => lone m k (unit m) :: copies k N'
  end.

(** x |-> rho(<w, x>) + c in NN_{N,L} *)
Definition single_neuron (d : nat) (N : list nat) (w : vector) (c : K) : network :=
  {| hidden := match N with [] => [] | k :: N' => lone d k w :: copies k N' end;
     output := {| weights := unit (last N d); bias := c |} |}.

Lemma dot_zero m x : dot (repeat 0 m) x == 0.
Proof. revert x. induction m as [|m IH]; intros [|u x]; simpl; try reflexivity. rewrite IH. ring. Qed.

Lemma dot_unit m x : dot (unit m) x == first x.
Proof. unfold unit, first. destruct x as [|u x]; simpl; [reflexivity|]. rewrite dot_zero. ring. Qed.

Lemma first_lone m k w x : first (relu_layer x (lone m k w)) == relu (dot w x).
Proof. unfold first, lone, affine_form. simpl. unfold affine_form. simpl. rewrite plus_0_r. reflexivity. Qed.

Lemma first_copies N : forall m y, 0 <= first y -> first (fold_left relu_layer (copies m N) y) == first y.
Proof.
  induction N as [|k N IH]; intros m y Hy; simpl; [reflexivity|].
  assert (E : first (relu_layer y (lone m k (unit m))) == first y) by
    (rewrite first_lone, dot_unit; apply relu_pos, Hy).
  rewrite IH; [exact E|]. rewrite E. exact Hy.
Qed.

Lemma single_neuron_value d N w c x : N <> [] -> value (single_neuron d N w c) x == relu (dot w x) + c.
Proof.
  intros HN. destruct N as [|k N]; [contradiction|]. unfold value, affine_form, single_neuron.
  cbn [output weights bias hidden fold_left].
  rewrite dot_unit, first_copies, first_lone; [reflexivity|]. rewrite first_lone. apply le_max_l.
Qed.

Lemma length_unit m : (1 <= m)%nat -> length (unit m) = m.
Proof. intros H. simpl. rewrite repeat_length. lia. Qed.

Lemma length_lone m k w : (1 <= k)%nat -> length (lone m k w) = k.
Proof. intros H. simpl. rewrite repeat_length. lia. Qed.

Lemma shaped_lone m k w : length w = m -> Forall (fun n => length (weights n) = m) (lone m k w).
Proof.
  intros H. constructor; [exact H|]. apply Forall_forall. intros n Hn. apply repeat_spec in Hn. subst n.
  apply repeat_length.
Qed.

Lemma shaped_copies c N : forall m, (1 <= m)%nat -> Forall (le 1) N ->
  shaped m (copies m N) {| weights := unit (last N m); bias := c |} /\ map (@length neuron) (copies m N) = N.
Proof.
  induction N as [|k N IH]; intros m Hm HN; [split; [apply length_unit, Hm|reflexivity]|].
  inversion_clear HN as [|? ? Hk HN']. destruct (IH k Hk HN') as [S E]. simpl copies. cbn [shaped map].
  rewrite length_lone, E by exact Hk. split; [split|reflexivity]; [apply shaped_lone, length_unit, Hm|].
  replace (last (k :: N) m) with (last N k); [exact S|].
  clear. revert k. induction N as [|j N IH]; intros k; [reflexivity|]. simpl in *. destruct N; [reflexivity|]. apply IH.
Qed.

Lemma single_neuron_NN d N w c : (1 <= d)%nat -> N <> [] -> Forall (le 1) N -> length w = d ->
  NN d N (single_neuron d N w c).
Proof.
  intros Hd Hne HN Hw. repeat (split; [assumption|]). destruct N as [|k N]; [contradiction|].
  inversion_clear HN as [|? ? Hk HN']. destruct (shaped_copies c N k Hk HN') as [S E].
  unfold single_neuron. cbn [hidden output shaped map]. rewrite length_lone, E by exact Hk.
  split; [reflexivity|]. split; [apply shaped_lone, Hw|].
  replace (last (k :: N) d) with (last N k); [exact S|].
  clear. revert k. induction N as [|j N IH]; intros k; [reflexivity|]. simpl in *. destruct N; [reflexivity|]. apply IH.
Qed.

(** ** A2 *)

Theorem A2_success : forall d N a delta, (2 <= d)%nat -> N <> [] -> Forall (le 1) N -> 0 < delta ->
  exists phi, NN d N phi /\ (forall x, value phi x == relu (nth 1 x 0) / delta) /\
    forall k, value phi (z_point d a delta k) == f a (z_point d a delta k).
Proof.
  intros d N a delta Hd Hne HN Hdelta. exists (single_neuron d N (0 :: 1 / delta :: repeat 0 (d - 2)) 0).
  assert (V : forall x, value (single_neuron d N (0 :: 1 / delta :: repeat 0 (d - 2)) 0) x == relu (nth 1 x 0) / delta).
  { intros x. rewrite single_neuron_value, plus_0_r by exact Hne.
    assert (E : dot (0 :: 1 / delta :: repeat 0 (d - 2)) x == nth 1 x 0 / delta).
    { rewrite dot_cons, dot_cons, dot_zero. destruct x as [|u [|v x]]; simpl; field; fra. }
    rewrite E. destruct (lt_le_dec (nth 1 x 0) 0) as [L|L].
    - rewrite (relu_neg (nth 1 x 0)) by fra. rewrite relu_neg; [field; fra|]. apply le_shift_div_r; fra.
    - rewrite (relu_pos (nth 1 x 0)) by fra. apply relu_pos. apply le_shift_div_l; fra. }
  split; [|split; [exact V|]].
  - apply single_neuron_NN; auto; [lia|]. simpl. rewrite repeat_length. lia.
  - intros k. rewrite V, (f_proper a (z_point d a delta k) (x_point d a k)) by reflexivity. cbn [nth z_point].
    rewrite relu_pos; [field; fra|].
    apply mult_le_0_compat; [fra|]. unfold f. destruct (le_bool _ 0); [fra|].
    change 0 with (@of_Z K 0). apply of_Z_le. apply Z.mod_pos_bound. lia.
Qed.

(** ** B0 is sharp *)

Theorem B0_half_attained : forall d N a r, (1 <= d)%nat -> N <> [] -> Forall (le 1) N -> $(1 # 2) <= a <= 1 ->
  exists phi, NN d N phi /\ (forall x, value phi x == $(1 # 2)) /\
    forall j, (1 <= j <= r)%nat -> fabs (value phi (x_point d a j) - f a (x_point d a j)) == $(1 # 2).
Proof.
  intros d N a r Hd Hne HN Ha. exists (single_neuron d N (repeat 0 d) $(1 # 2)).
  assert (V : forall x, value (single_neuron d N (repeat 0 d) $(1 # 2)) x == $(1 # 2)).
  { intros x. rewrite single_neuron_value, dot_zero by exact Hne. rewrite relu_pos; fra. }
  split; [apply single_neuron_NN; auto; apply repeat_length|]. split; [exact V|]. intros j Hj.
  rewrite (f_x_point d a r j Ha Hj), V. pose proof (abs_spec ($(1 # 2) - label j)).
  destruct (label_0_or_1 (K := K) j) as [E | E]; rewrite E in *; fra.
Qed.

(** ** A5 *)

Section StableNetwork.
Variables (d n : nat) (a : K).
Hypothesis d_range : (2 <= d)%nat.
Hypothesis a_range : $(1 # 2) <= a <= 1.

(** The ends of the gap between the intervals k+1 and k; x_1 is falling in k. *)
Definition gap_left (k : nat) : K := abscissa a (S k) + eps n.
Definition gap_right (k : nat) : K := abscissa a k - eps n.

Definition falling (b : K) : neuron := {| weights := - (1) :: repeat 0 (d - 1); bias := b |}.
Definition jump (k : nat) : K := (label (S k) - label k) / (gap_right k - gap_left k).

Definition stable_network : network :=
  {| hidden := [flat_map (fun k => [falling (gap_right k); falling (gap_left k)]) (seq 1 (n - 1))];
     output := {| weights := flat_map (fun k => [jump k; - jump k]) (seq 1 (n - 1)); bias := label 1 |} |}.

(** The part of the sum that the gaps k in ks make at x_1 = u. *)
Definition ramps (u : K) (ks : list nat) : K :=
  fold_right (fun k s => jump k * (relu (gap_right k - u) - relu (gap_left k - u)) + s) 0 ks.

Lemma falling_value b x : affine_form (falling b) x == b - first x.
Proof.
  unfold affine_form, falling. cbn [weights bias]. rewrite dot_cons, dot_zero. unfold first. ring.
Qed.

Lemma stable_network_value x : value stable_network x == ramps (first x) (seq 1 (n - 1)) + label 1.
Proof.
  unfold value, stable_network, affine_form at 1. cbn [hidden output weights bias fold_left].
  apply fadd_proper; [|reflexivity].
  induction (seq 1 (n - 1)) as [|k ks IH]; [reflexivity|].
  cbn [flat_map app relu_layer map dot ramps fold_right]. fold (ramps (first x) ks).
  fold (relu_layer x (flat_map (fun k => [falling (gap_right k); falling (gap_left k)]) ks)).
  rewrite IH, !falling_value. ring.
Qed.

Lemma stable_network_NN : (2 <= n)%nat -> NN d [2 * (n - 1)]%nat stable_network.
Proof.
  intros Hn. unfold NN, stable_network. cbn [hidden output shaped map weights].
  assert (L : forall A (h h' : nat -> A) ks, length (flat_map (fun k => [h k; h' k]) ks) = (2 * length ks)%nat).
  { intros A h h'. induction ks as [|k ks IH]; simpl in *; [reflexivity|]. rewrite IH. lia. }
  rewrite !L, seq_length. split; [lia|]. split; [discriminate|]. split; [repeat constructor; lia|].
  split; [reflexivity|]. split; [|reflexivity].
  apply Forall_forall. intros m Hm. apply in_flat_map in Hm.
  destruct Hm as [k [_ [<-|[<-|[]]]]]; simpl; rewrite repeat_length; lia.
Qed.

Lemma abscissa_le i j : (i <= j)%nat -> abscissa a j <= abscissa a i.
Proof.
  intros H. destruct (Nat.eq_dec i j) as [->|Hne]; [fra|].
  pose proof (abscissa_apart a a_range j i j ltac:(lia)). pose proof (eps_pos j). fra.
Qed.

(** On the interval of the point j a gap k contributes its whole jump if k < j and nothing otherwise. *)
Lemma ramp_at k j u : (1 <= k < n)%nat -> (1 <= j <= n)%nat -> abscissa a j - eps n <= u <= abscissa a j + eps n ->
  jump k * (relu (gap_right k - u) - relu (gap_left k - u)) == if (k <? j)%nat then label (S k) - label k else 0.
Proof.
  intros Hk Hj Hu. pose proof (abscissa_apart a a_range n k (S k) ltac:(lia)) as G. unfold jump, gap_right, gap_left.
  destruct (Nat.ltb_spec k j) as [L|L].
  - pose proof (abscissa_le (S k) j L). rewrite !relu_pos by fra. field. fra.
  - pose proof (abscissa_le j k L). rewrite !relu_neg by fra. ring.
Qed.

Lemma ramps_at u j m : (1 <= j <= n)%nat -> abscissa a j - eps n <= u <= abscissa a j + eps n ->
  forall i, (1 <= i)%nat -> (i + m <= n)%nat ->
  ((j <= i)%nat -> ramps u (seq i m) == 0) /\ ((i <= j <= i + m)%nat -> ramps u (seq i m) == label j - label i).
Proof.
  intros Hj Hu. induction m as [|m IH]; intros i Hi Hm.
  - split; [reflexivity|]. intros H. replace j with i by lia. simpl. ring.
  - destruct (IH (S i)) as [IH0 IH1]; [lia|lia|]. cbn [seq ramps fold_right]. fold (ramps u (seq (S i) m)).
    rewrite (ramp_at i j u) by (auto; lia). destruct (Nat.ltb_spec i j) as [L|L].
    + split; [lia|]. intros H. rewrite IH1 by lia. ring.
    + rewrite IH0 by lia. split; [intros _; ring|]. intros H. replace j with i by lia. ring.
Qed.

Theorem A5_right_on_closed_balls : (2 <= n)%nat -> forall delta k p, (1 <= k <= n)%nat -> length p = d ->
  distance p (z_point d a delta k) <= eps n -> value stable_network p == f a p.
Proof.
  intros Hn delta k p Hk Hl Hp. rewrite (A1_closed_balls d a delta n k p) by auto.
  assert (Hu : abscissa a k - eps n <= first p <= abscissa a k + eps n).
  { destruct p as [|u p]; [simpl in Hl; lia|]. change (first (u :: p)) with u.
    assert (fabs (u - abscissa a k) <= eps n) as D by (eapply le_trans; [apply distance_first|exact Hp]).
    apply abs_le_condition in D. fra. }
  rewrite stable_network_value. destruct (ramps_at (first p) k (n - 1) Hk Hu 1) as [_ E]; [lia|lia|].
  rewrite E by lia. ring.
Qed.
End StableNetwork.

Theorem A5_stable_network_exists : forall d n a delta, (2 <= d)%nat -> (2 <= n)%nat -> $(1 # 2) <= a <= 1 ->
  exists psi, NN d [2 * (n - 1)]%nat psi /\
    forall k p, (1 <= k <= n)%nat -> length p = d -> distance p (z_point d a delta k) <= eps n -> value psi p == f a p.
Proof.
  intros d n a delta Hd Hn Ha. exists (stable_network d n a). split; [apply stable_network_NN; assumption|].
  intros k p. apply A5_right_on_closed_balls; assumption.
Qed.
End StableNetwork.
