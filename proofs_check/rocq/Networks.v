(** * ReLU networks over every ordered field, and A0: few pieces along a line

    A network of widths N = (1, N_{L-1}, ..., N_1, d) is phi = W_L o rho o W_{L-1} o ... o rho o W_1 with affine
    maps W_l and rho = max(0, .) in each coordinate.  Weights are in an ordered field K: Q has those of floats, R all real ones.

    A0.  On every line, t |-> phi(u + t v) is continuous and piecewise affine with at most
    P(N) = (N_1+1)...(N_{L-1}+1) pieces.

    Idea.  Suppose that all neurons of a layer are affine in t between the cuts of some list.  Between two
    neighbouring cuts the pre-activations of the next layer are affine, so each changes sign at most once: cutting
    there too, at most N_l new cuts for each old piece, makes rho of them affine.  A piece becomes at most N_l + 1
    pieces. *)

From Coq Require Import ZArith QArith List Lia Setoid.
From Barriers Require Import OrderedFields Archimedean.
Import ListNotations.
Open Scope field_scope.

Section Networks.
Context {K : ordered_field}.
Add Field K_f : (K_field K) (morphism (of_Q_morph K), constants [f_cst], setoid (K_setoid K) (K_ext K)).

(** ** Networks *)

Definition vector := list K.
Record neuron := { weights : vector; bias : K }.
Definition layer := list neuron.
Record network := { hidden : list layer; output : neuron }.

Fixpoint dot (w x : vector) : K :=
  match w, x with
  | a :: w', b :: x' => a * b + dot w' x'
  | _, _ => 0
  end.

Definition affine_form (n : neuron) (x : vector) : K := dot (weights n) x + bias n.
Definition relu (q : K) : K := fmax 0 q.
Definition relu_layer (x : vector) (l : layer) : vector := map (fun n => relu (affine_form n x)) l.

(** The value of phi at x. *)
Definition value (phi : network) (x : vector) : K := affine_form (output phi) (fold_left relu_layer (hidden phi) x).

(** Each row has as many weights as its layer has inputs. *)
Fixpoint shaped (d : nat) (layers : list layer) (out : neuron) : Prop :=
  match layers with
  | [] => length (weights out) = d
  | l :: layers' => Forall (fun n => length (weights n) = d) l /\ shaped (length l) layers' out
  end.

(** [NN d N phi]: phi has input dimension d and hidden widths N = (N_1, ..., N_{L-1}); L >= 2, all widths >= 1. *)
Definition NN (d : nat) (N : list nat) (phi : network) : Prop :=
  (1 <= d)%nat /\ N <> [] /\ Forall (le 1) N /\ map (@length neuron) (hidden phi) = N /\
    shaped d (hidden phi) (output phi).

(** P(N) *)
Definition P (N : list nat) : nat := fold_right (fun n p => ((n + 1) * p)%nat) 1%nat N.

(** ** Lines, intervals, pieces *)

(** u + t v *)
Fixpoint line (u v : vector) (t : K) : vector :=
  match u, v with
  | a :: u', b :: v' => a + t * b :: line u' v' t
  | _, _ => []
  end.

(** A closed interval is given by its ends; [None] is minus infinity as a lower end, plus infinity as an upper one. *)
Definition inside (lo hi : option K) (t : K) : Prop :=
  match lo with Some a => a <= t | None => True end /\ match hi with Some b => t <= b | None => True end.

Definition before (lo hi : option K) : Prop :=
  match lo, hi with Some a, Some b => a < b | _, _ => True end.

Definition affine_on (h : K -> K) (lo hi : option K) : Prop :=
  exists m c, forall t, inside lo hi t -> h t == m * t + c.

(** [chain A lo [z_1; ...; z_k] hi]: lo < z_1 < ... < z_k < hi, and A holds of the k+1 closed intervals in between. *)
Fixpoint chain (A : option K -> option K -> Prop) (lo : option K) (cuts : list K) (hi : option K) : Prop :=
  match cuts with
  | [] => before lo hi /\ A lo hi
  | z :: cuts' => before lo (Some z) /\ A lo (Some z) /\ chain A (Some z) cuts' hi
  end.

(** h is affine on each of the closed intervals into which the increasing list [cuts] cuts the line. *)
Definition piecewise_affine (h : K -> K) (cuts : list K) : Prop := chain (affine_on h) None cuts None.

(** ** Cutting finer *)

Definition within (a b lo hi : option K) : Prop := forall t, inside a b t -> inside lo hi t.

(** z does not lie strictly inside. *)
Definition outside (z : K) (lo hi : option K) : Prop :=
  match lo with Some a => z <= a | None => False end \/ match hi with Some b => b <= z | None => False end.

Lemma outside_or_inside z lo hi : outside z lo hi \/ before lo (Some z) /\ before (Some z) hi.
Proof.
  unfold outside, before.
  destruct lo as [a|], hi as [b|]; try destruct (lt_le_dec a z); try destruct (lt_le_dec z b); intuition.
Qed.

Lemma chain_weaken (A A' : option K -> option K -> Prop) cs : forall lo hi,
  (forall a b, A a b -> A' a b) -> chain A lo cs hi -> chain A' lo cs hi.
Proof. induction cs as [|z cs IH]; simpl; intuition. Qed.

Lemma chain_app A cs1 z cs2 : forall lo hi,
  chain A lo cs1 (Some z) -> chain A (Some z) cs2 hi -> chain A lo (cs1 ++ z :: cs2) hi.
Proof. induction cs1 as [|w cs1 IH]; simpl; intuition. Qed.

(** The intervals of a chain cover what they cut. *)
Lemma chain_covers A cs t : forall lo hi, chain A lo cs hi -> inside lo hi t -> exists a b, A a b /\ inside a b t.
Proof.
  induction cs as [|z cs IH]; simpl; intros lo hi Hc Ht; [exists lo, hi; intuition|].
  destruct Hc as [_ [HA Hc]], (lt_le_dec z t) as [L|L].
  - apply (IH (Some z) hi Hc). unfold inside in *. intuition fra.
  - exists lo, (Some z). unfold inside in *. intuition.
Qed.

(** One further cut, at z, turns A into A' if A' holds of all intervals that have A and not z strictly inside. *)
Section Refinement.
Variables (A A' : option K -> option K -> Prop) (z : K).
Hypothesis splits : forall lo hi, A lo hi -> before lo (Some z) -> before (Some z) hi -> A lo (Some z) /\ A (Some z) hi.
Hypothesis improves : forall a b, A a b -> outside z a b -> A' a b.

Lemma chain_right_of_cut cs : forall w hi, z <= w -> chain A (Some w) cs hi -> chain A' (Some w) cs hi.
Proof.
  induction cs as [|y cs IH]; simpl; intros w hi Hw Hc.
  - split; [apply Hc|]. apply improves; [apply Hc|]. left; exact Hw.
  - destruct Hc as [Hwy [HA Hc]]. split; [exact Hwy|]. split.
    + apply improves; [exact HA|]. left; exact Hw.
    + apply IH; [fra|exact Hc].
Qed.

Lemma refine cs : forall lo hi, chain A lo cs hi -> exists cs', chain A' lo cs' hi /\ (length cs' <= S (length cs))%nat.
Proof.
  induction cs as [|w cs IH]; simpl; intros lo hi Hc.
  - destruct Hc as [Hb HA]. destruct (outside_or_inside z lo hi) as [Ho|[H1 H2]].
    + exists []. simpl. auto.
    + destruct (splits _ _ HA H1 H2) as [HA1 HA2]. exists [z]. simpl. repeat split; auto.
      * apply improves; [exact HA1|]. right; simpl; fra.
      * apply improves; [exact HA2|]. left; simpl; fra.
  - destruct Hc as [Hb [HA Hc]]. destruct (outside_or_inside z lo (Some w)) as [Ho|[H1 H2]].
    + destruct (IH _ _ Hc) as [cs' [Hc' Hl]]. exists (w :: cs'). simpl. repeat split; auto; lia.
    + destruct (splits _ _ HA H1 H2) as [HA1 HA2]. simpl in H2. exists (z :: w :: cs). simpl. repeat split; auto.
      * apply improves; [exact HA1|]. right; simpl; fra.
      * apply improves; [exact HA2|]. left; simpl; fra.
      * apply chain_right_of_cut; [fra|exact Hc].
Qed.
End Refinement.

(** ** Affine functions *)

Lemma affine_within h a b lo hi : within a b lo hi -> affine_on h lo hi -> affine_on h a b.
Proof. intros Hw [m [c H]]. exists m, c. auto. Qed.

Lemma affine_ext h k lo hi : (forall t, inside lo hi t -> h t == k t) -> affine_on k lo hi -> affine_on h lo hi.
Proof. intros E [m [c H]]. exists m, c. intros t Ht. rewrite (E t Ht). auto. Qed.

Lemma affine_const q lo hi : affine_on (fun _ => q) lo hi.
Proof. exists 0, q. intros. ring. Qed.

Lemma affine_plus h k lo hi : affine_on h lo hi -> affine_on k lo hi -> affine_on (fun t => h t + k t) lo hi.
Proof. intros [m [c H]] [m' [c' M]]. exists (m + m'), (c + c'). intros t Ht. rewrite (H t Ht), (M t Ht). ring. Qed.

Lemma affine_scale q h lo hi : affine_on h lo hi -> affine_on (fun t => q * h t) lo hi.
Proof. intros [m [c H]]. exists (q * m), (q * c). intros t Ht. rewrite (H t Ht). ring. Qed.

Lemma relu_pos q : 0 <= q -> relu q == q.
Proof. intros. apply max_r. exact H. Qed.

Lemma relu_neg q : q <= 0 -> relu q == 0.
Proof. intros. apply max_l. exact H. Qed.

#[global] Instance relu_proper : Proper (feq ==> feq) relu.
Proof. intros x y E. unfold relu. rewrite E. reflexivity. Qed.

(** rho of an affine function is affine on both sides of one point. *)
Lemma affine_relu h lo hi : affine_on h lo hi ->
  exists z, forall a b, within a b lo hi -> outside z a b -> affine_on (fun t => relu (h t)) a b.
Proof.
  intros [m [c H]]. exists (- c / m). intros a b Hw Ho.
  assert (M : affine_on (fun t => relu (m * t + c)) a b);
    [|revert M; apply affine_ext; intros; rewrite H; auto; reflexivity].
  destruct (eq_dec m 0) as [E|E].
  { apply affine_ext with (k := fun _ => relu c); [|apply affine_const].
    intros t _. rewrite E. setoid_replace (0 * t + c) with c by ring. reflexivity. }
  set (z := - c / m) in *. assert (Ez : m * z + c == 0) by (unfold z; field; exact E). clearbody z.
  assert (S : (0 < m \/ m < 0)%F) by (destruct (lt_le_dec 0 m); [left|right]; fra).
  assert (T : (forall t, inside a b t -> z <= t) \/ (forall t, inside a b t -> t <= z)).
  { unfold outside, inside in *.
    destruct Ho as [Ho|Ho]; [left; destruct a|right; destruct b]; try easy; intros t Ht; fra. }
  assert (Pos : (forall t, inside a b t -> 0 <= m * t + c) -> affine_on (fun t => relu (m * t + c)) a b)
    by (intros M; exists m, c; intros; apply relu_pos; auto).
  assert (Neg : (forall t, inside a b t -> m * t + c <= 0) -> affine_on (fun t => relu (m * t + c)) a b)
    by (intros M; exists 0, 0; intros t Ht; rewrite relu_neg by auto; ring).
  destruct S as [S|S], T as [T|T]; [apply Pos|apply Neg|apply Neg|apply Pos]; intros t Ht; specialize (T t Ht); fnra.
Qed.

(** ** Layers along a line *)

(** Every coordinate of the vector x(t) is affine. *)
Definition coordinates_affine (x : K -> vector) (lo hi : option K) : Prop :=
  forall i, affine_on (fun t => nth i (x t) 0) lo hi.

Lemma dot_cons a w x : dot (a :: w) x == a * nth 0 x 0 + dot w (tl x).
Proof. destruct x as [|b x]; simpl; [destruct w; simpl; ring|reflexivity]. Qed.

Lemma affine_dot w : forall x lo hi, coordinates_affine x lo hi -> affine_on (fun t => dot w (x t)) lo hi.
Proof.
  induction w as [|a w IH]; intros x lo hi H; [apply (affine_const 0)|].
  apply affine_ext with (k := fun t => a * nth 0 (x t) 0 + dot w (tl (x t))); [intros; apply dot_cons|].
  apply affine_plus; [apply affine_scale, H|]. apply IH. intros i.
  apply affine_ext with (k := fun t => nth (S i) (x t) 0); [|apply H]. intros t _. destruct (x t), i; reflexivity.
Qed.

Lemma affine_neuron n x lo hi : coordinates_affine x lo hi -> affine_on (fun t => affine_form n (x t)) lo hi.
Proof. intros H. apply affine_plus; [apply affine_dot, H|apply affine_const]. Qed.

Lemma affine_line u v lo hi : coordinates_affine (line u v) lo hi.
Proof.
  intros i. revert v i. induction u as [|a u IH]; intros v i; [destruct i; apply (affine_const 0)|].
  destruct v as [|b v]; [destruct i; apply (affine_const 0)|]. destruct i as [|i]; simpl; [|apply IH].
  exists b, a. intros. ring.
Qed.

(** The first k neurons of a layer: at most k cuts in an interval on which the inputs are affine. *)
Lemma layer_cuts l x lo hi k : before lo hi -> coordinates_affine x lo hi ->
  exists cs, (length cs <= k)%nat /\
    chain (fun a b => within a b lo hi /\
      forall i, (i < k)%nat -> affine_on (fun t => nth i (relu_layer (x t) l) 0) a b) lo cs hi.
Proof.
  intros Hb Hx. induction k as [|k [cs [Hl Hc]]].
  - exists []. split; [simpl; lia|]. split; [exact Hb|]. split; [intros t Ht; exact Ht|lia].
  - set (zero := {| weights := []; bias := 0 |}).
    destruct (affine_relu _ _ _ (affine_neuron (nth k l zero) x lo hi Hx)) as [z Hz].
    apply refine with (z := z) (A' := fun a b => within a b lo hi /\
      forall i, (i < S k)%nat -> affine_on (fun t => nth i (relu_layer (x t) l) 0) a b) in Hc.
    + destruct Hc as [cs' [Hc' Hl']]. exists cs'. split; [lia|exact Hc'].
    + intros a b [Hw Ha] Hza Hzb.
      assert (W1 : within a (Some z) a b) by (intros t; unfold inside; destruct b; simpl in *; intuition; fra).
      assert (W2 : within (Some z) b a b) by (intros t; unfold inside; destruct a; simpl in *; intuition; fra).
      split; (split; [intros t Ht; apply Hw; auto|intros i Hi; eapply affine_within; eauto]).
    + intros a b [Hw Ha] Ho. split; [exact Hw|]. intros i Hi. destruct (Nat.eq_dec i k) as [->|Hne]; [|apply Ha; lia].
      apply affine_ext with (k := fun t => relu (affine_form (nth k l zero) (x t))); [|apply Hz; assumption].
      intros t _. unfold relu_layer. destruct (Nat.lt_ge_cases k (length l)) as [Lk|Lk].
      * rewrite (nth_indep _ 0 (relu (affine_form zero (x t)))) by (rewrite map_length; exact Lk).
        rewrite (map_nth (fun n => relu (affine_form n (x t)))). reflexivity.
      * rewrite !nth_overflow by (rewrite ?map_length; exact Lk). symmetry. apply relu_neg.
        unfold zero, affine_form. simpl. fra.
Qed.

(** One piece becomes at most N_l + 1 pieces. *)
Lemma layer_piece l x lo hi : before lo hi -> coordinates_affine x lo hi ->
  exists cs, (length cs <= length l)%nat /\ chain (coordinates_affine (fun t => relu_layer (x t) l)) lo cs hi.
Proof.
  intros Hb Hx. destruct (layer_cuts l x lo hi (length l) Hb Hx) as [cs [Hl Hc]]. exists cs. split; [exact Hl|].
  revert Hc. apply chain_weaken. intros a b [_ Ha] i. destruct (Nat.lt_ge_cases i (length l)) as [Hi|Hi]; [auto|].
  apply affine_ext with (k := fun _ => 0); [|apply affine_const]. intros t _. rewrite nth_overflow; [reflexivity|].
  unfold relu_layer. rewrite map_length. exact Hi.
Qed.

(** A layer multiplies the number of pieces by at most N_l + 1. *)
Lemma layer_pieces l x cs : forall lo hi, chain (coordinates_affine x) lo cs hi ->
  exists cs', chain (coordinates_affine (fun t => relu_layer (x t) l)) lo cs' hi /\
    (S (length cs') <= S (length cs) * (length l + 1))%nat.
Proof.
  induction cs as [|z cs IH]; simpl; intros lo hi Hc.
  - destruct Hc as [Hb Hx]. destruct (layer_piece l x lo hi Hb Hx) as [cs' [Hl Hc]]. exists cs'. split; [exact Hc|lia].
  - destruct Hc as [Hb [Hx Hc]]. destruct (layer_piece l x lo (Some z) Hb Hx) as [cs1 [Hl1 Hc1]].
    destruct (IH _ _ Hc) as [cs2 [Hc2 Hl2]]. exists (cs1 ++ z :: cs2). split; [apply chain_app; assumption|].
    rewrite app_length. simpl. lia.
Qed.

Lemma layers_pieces ls : forall x cs lo hi, chain (coordinates_affine x) lo cs hi ->
  exists cs', chain (coordinates_affine (fun t => fold_left relu_layer ls (x t))) lo cs' hi /\
    (S (length cs') <= S (length cs) * P (map (@length neuron) ls))%nat.
Proof.
  induction ls as [|l ls IH]; simpl; intros x cs lo hi Hc; [exists cs; split; [exact Hc|lia]|].
  destruct (layer_pieces l x cs lo hi Hc) as [cs1 [Hc1 Hl1]].
  destruct (IH (fun t => relu_layer (x t) l) cs1 lo hi Hc1) as [cs2 [Hc2 Hl2]].
  exists cs2. split; [exact Hc2|]. fold (P (map (@length neuron) ls)). nia.
Qed.

(** ** A0 *)

Theorem A0_pieces : forall d N phi u v, NN d N phi ->
  exists cuts, piecewise_affine (fun t => value phi (line u v t)) cuts /\ (length cuts + 1 <= P N)%nat.
Proof.
  intros d N phi u v [_ [_ [_ [HN _]]]].
  destruct (layers_pieces (hidden phi) (line u v) [] None None) as [cs [Hc Hl]].
  { simpl. split; [exact I|apply affine_line]. }
  exists cs. split; [|rewrite HN in Hl; simpl in Hl; lia].
  revert Hc. apply chain_weaken. intros a b H. apply affine_neuron, H.
Qed.

(** ** Continuity *)

(** Neighbouring closed pieces share their ends, so a function that is affine on each is Lipschitz on all. *)
Definition lipschitz_on (h : K -> K) (M : K) (lo hi : option K) : Prop :=
  forall s t, inside lo hi s -> inside lo hi t -> s <= t -> - (M * (t - s)) <= h t - h s <= M * (t - s).

Lemma chain_lipschitz h cs : forall lo hi, chain (affine_on h) lo cs hi ->
  exists M, 0 <= M /\ lipschitz_on h M lo hi.
Proof.
  assert (piece : forall lo hi, affine_on h lo hi -> exists M, 0 <= M /\ lipschitz_on h M lo hi).
  { unfold lipschitz_on. intros lo hi [m [c H]]. exists (fabs m). split; [apply abs_nonneg|]. intros s t Hs Ht Hst.
    pose proof (H s Hs). pose proof (H t Ht). pose proof (le_abs m). pose proof (le_abs (- m)) as Hm.
    rewrite abs_opp in Hm. fnra. }
  induction cs as [|z cs IH]; simpl; intros lo hi Hc; [apply piece, Hc|].
  destruct Hc as [Hb [Ha Hc]]. destruct (piece _ _ Ha) as [K1 [HK1 HL1]].
  destruct (IH _ _ Hc) as [K2 [HK2 HL2]].
  exists (K1 + K2). split; [fra|]. unfold lipschitz_on, inside in *. intros s t Hs Ht Hst.
  destruct (lt_le_dec z s) as [Hzs|Hzs]; [|destruct (lt_le_dec z t) as [Hzt|Hzt]].
  - assert (- (K2 * (t - s)) <= h t - h s <= K2 * (t - s)) by (apply HL2; intuition; fra). fnra.
  - assert (- (K1 * (z - s)) <= h z - h s <= K1 * (z - s)) by (apply HL1; destruct lo; intuition; simpl in *; fra).
    assert (- (K2 * (t - z)) <= h t - h z <= K2 * (t - z)) by (apply HL2; destruct hi; intuition; fra).
    fnra.
  - assert (- (K1 * (t - s)) <= h t - h s <= K1 * (t - s)) by (apply HL1; intuition; fra). fnra.
Qed.

Theorem A0_continuous : forall d N phi u v, NN d N phi ->
  exists M, forall s t, fabs (value phi (line u v t) - value phi (line u v s)) <= M * fabs (t - s).
Proof.
  intros d N phi u v H. destruct (A0_pieces d N phi u v H) as [cs [Hc _]].
  destruct (chain_lipschitz _ _ _ _ Hc) as [M [HK HL]]. unfold lipschitz_on in HL. exists M.
  intros s t. apply abs_le_condition.
  destruct (lt_le_dec s t) as [L|L].
  - pose proof (HL s t). rewrite (abs_pos (t - s)) by fra. unfold inside in *. intuition fra.
  - pose proof (HL t s). rewrite (abs_neg (t - s)) by fra. unfold inside in *. intuition fra.
Qed.

(** ** Vectors with equal coordinates *)

Definition same : vector -> vector -> Prop := Forall2 feq.

Lemma same_refl x : same x x.
Proof. induction x; constructor; auto. reflexivity. Qed.

Lemma dot_same w : forall x y, same x y -> dot w x == dot w y.
Proof.
  induction w as [|a w IH]; intros x y H; [reflexivity|].
  destruct H as [|u v x y E H]; simpl; [reflexivity|]. rewrite E, (IH _ _ H). reflexivity.
Qed.

Lemma value_same phi x y : same x y -> value phi x == value phi y.
Proof.
  unfold value, affine_form. intros H. rewrite (dot_same _ _ (fold_left relu_layer (hidden phi) y)); [reflexivity|].
  revert x y H. induction (hidden phi) as [|l ls IH]; intros x y H; [exact H|]. apply IH.
  induction l as [|n l IHl]; simpl; constructor; [|exact IHl].
  unfold affine_form. rewrite (dot_same _ _ _ H). reflexivity.
Qed.

(** ** What computes *)

(** [NN] and its kind can be decided: tests/rocq/test_definitions.py evaluates them on networks of the Python code. *)
Lemma forallb_decides {A} (holds : A -> Prop) (b : A -> bool) l : (forall x, b x = true <-> holds x) ->
  forallb b l = true <-> Forall holds l.
Proof.
  intros E. rewrite forallb_forall, Forall_forall. split; intros H x Hx; apply E, H, Hx.
Qed.

Fixpoint shaped_bool (d : nat) (layers : list layer) (out : neuron) : bool :=
  match layers with
  | [] => (length (weights out) =? d)%nat
  | l :: layers' => forallb (fun n => (length (weights n) =? d)%nat) l && shaped_bool (length l) layers' out
  end.

Definition NN_bool (d : nat) (N : list nat) (phi : network) : bool :=
  (1 <=? d)%nat && negb (length N =? 0)%nat && forallb (Nat.leb 1) N &&
  (if list_eq_dec Nat.eq_dec (map (@length neuron) (hidden phi)) N then true else false) &&
  shaped_bool d (hidden phi) (output phi).

Lemma shaped_decided layers out : forall d, shaped_bool d layers out = true <-> shaped d layers out.
Proof.
  induction layers as [|l layers IH]; intros d; simpl; [apply Nat.eqb_eq|].
  rewrite Bool.andb_true_iff, IH, (forallb_decides (fun n => length (weights n) = d)); [reflexivity|].
  intros n. apply Nat.eqb_eq.
Qed.

Lemma NN_decided d N phi : NN_bool d N phi = true <-> NN d N phi.
Proof.
  unfold NN_bool, NN. rewrite !Bool.andb_true_iff, shaped_decided, Nat.leb_le, Bool.negb_true_iff, Nat.eqb_neq.
  rewrite (forallb_decides (le 1)) by (intros n; apply Nat.leb_le).
  destruct (list_eq_dec _ _ N) as [E|E]; destruct N; simpl; intuition (congruence || lia).
Qed.
End Networks.
Arguments vector : clear implicits.
Arguments neuron : clear implicits.
Arguments layer : clear implicits.
Arguments network : clear implicits.
