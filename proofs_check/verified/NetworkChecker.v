(** * Networks in integers: what a network is at a point, and that it is affine between two

    A layer's numbers stand over one denominator, and so does a point.  [run] gives the pre-activations of all neurons,
    as integers, and the value, as a quotient.  If no neuron has opposite signs at two ends of a segment
    ([one_pattern]), the network is affine on it. *)

From Coq Require Import ZArith QArith List Lia Setoid Bool String.
From Barriers Require Import Json Numerals Floats.
From Barriers Require Import OrderedFields Archimedean Networks Classification.
Import ListNotations.
Open Scope field_scope.

(** ** The network of a certificate *)

(** Rows of rational weights with their bias, layer by layer; the output has one row. *)
Definition qrow := (list Q * Q)%type.
Record qnetwork := { qhidden : list (list qrow); qoutput : qrow }.

Fixpoint rows_onto (rows : list (list Q)) (biases : list Q) (acc : list qrow) : option (list qrow) :=
  match rows, biases with
  | [], [] => Some (rev' acc)
  | w :: rows, b :: biases => rows_onto rows biases ((w, b) :: acc)
  | _, _ => None
  end.
(** Its numbers are texts, or floats. *)
Definition as_layer (v : json) : option (list qrow) :=
  if has_keys ["bias"; "weights"]%string v then
    let* rows := field "weights" v in let* rows := as_list rows in let* rows := every as_numbers rows in
    let* biases := field "bias" v in let* biases := as_numbers biases in
    rows_onto rows biases []
  else float_layer v.
(** The last layer has one neuron, the output. *)
Definition as_network (v : json) : option qnetwork :=
  let* layers := as_list v in let* layers := every as_layer layers in
  match rev' layers with [out] :: others => Some {| qhidden := rev' others; qoutput := out |} | _ => None end.

(** The network with these weights in an ordered field. *)
Section Meaning.
Context {K : ordered_field}.
Definition neuron_of (r : qrow) : neuron K := {| weights := map of_Q (fst r); bias := of_Q (snd r) |}.
Definition layer_of (l : list qrow) : layer K := map neuron_of l.
Definition network_of (n : qnetwork) : network K :=
  {| hidden := map layer_of (qhidden n); output := neuron_of (qoutput n) |}.
End Meaning.

(** ** In integers *)

Record zlayer := { zrows : list (list Z * Z); zden : positive }.
Record znetwork := { zhidden : list zlayer; zoutput : list Z * Z; zoutden : positive }.

(** A number over a denominator, if it is a multiple of 1/D. *)
Definition over (D : positive) (q : Q) : option Z :=
  let z := (Qnum q * (Zpos D / QDen q))%Z in if (z * QDen q =? Qnum q * Zpos D)%Z then Some z else None.
Definition common (D : positive) (q : Q) : positive :=
  if (Zpos D mod QDen q =? 0)%Z then D else Z.to_pos (Zpos D / Z.gcd (Zpos D) (QDen q) * QDen q).
Definition common_of (qs : list Q) (D : positive) : positive := fold_left common qs D.
Definition layer_denominator (l : list qrow) : positive :=
  fold_left (fun D r => common (common_of (fst r) D) (snd r)) l 1%positive.

Definition zrow (D : positive) (r : qrow) : option (list Z * Z) :=
  let* w := every (over D) (fst r) in let* b := over D (snd r) in Some (w, b).
Definition in_integers (l : list qrow) : option zlayer :=
  let D := layer_denominator l in let* rows := every (zrow D) l in Some {| zrows := rows; zden := D |}.
Definition network_in_integers (phi : qnetwork) : option znetwork :=
  let* ls := every in_integers (qhidden phi) in
  let* out := in_integers [qoutput phi] in
  match zrows out with [r] => Some {| zhidden := ls; zoutput := r; zoutden := zden out |} | _ => None end.

Fixpoint zdot (w v : list Z) (acc : Z) : Z :=
  match w, v with
  | a :: w, b :: v => zdot w v (if (b =? 0)%Z then acc else acc + a * b)%Z
  | _, _ => acc
  end.
Definition pre_row (v : list Z) (s : Z) (r : list Z * Z) : Z := zdot (fst r) v (snd r * s)%Z.
Definition pre (l : zlayer) (v : list Z) (s : positive) : list Z := map (pre_row v (Zpos s)) (zrows l).

(** The pre-activations, layer by layer, and the last outputs with their denominator. *)
Fixpoint run_hidden (ls : list zlayer) (v : list Z) (s : positive) : list (list Z) * (list Z * positive) :=
  match ls with
  | [] => ([], (v, s))
  | l :: ls =>
      let p := pre l v s in
      let (ps, r) := run_hidden ls (map (Z.max 0) p) (zden l * s)%positive in (p :: ps, r)
  end.
Definition run (n : znetwork) (v : list Z) (s : positive) : list (list Z) * Q :=
  let (ps, r) := run_hidden (zhidden n) v s in
  (ps, pre_row (fst r) (Zpos (snd r)) (zoutput n) # (zoutden n * snd r)).

Definition compatible (y z : Z) : bool :=
  if (0 <? y)%Z then (0 <=? z)%Z else if (y <? 0)%Z then (z <=? 0)%Z else true.
Fixpoint all2 {A B} (c : A -> B -> bool) (x : list A) (y : list B) : bool :=
  match x, y with
  | [], [] => true
  | u :: x, v :: y => if c u v then all2 c x y else false
  | _, _ => false
  end.
Definition one_pattern : list (list Z) -> list (list Z) -> bool := all2 (all2 compatible).

(** ** What stands for what *)

Lemma bind_some {A B} (x : option A) (h : A -> option B) b : bind x h = Some b -> exists a, x = Some a /\ h a = Some b.
Proof. destruct x as [a|]; [|discriminate]. intros H. exists a. split; [reflexivity|exact H]. Qed.
Ltac unbind H a E := apply bind_some in H; destruct H as [a [E H]].

Lemma over_value D q z : over D q = Some z -> (q == z # D)%Q.
Proof.
  unfold over. destruct (Z.eqb_spec (Qnum q * (Zpos D / QDen q) * QDen q) (Qnum q * Zpos D)) as [E|]; [|discriminate].
  intros H. injection H as <-. unfold Qeq. simpl. symmetry. exact E.
Qed.

Section Evaluation.
Context {K : ordered_field}.
Local Notation vector := (vector K).
Local Notation neuron := (neuron K).
Local Notation layer := (layer K).
Local Notation network := (network K).
Local Notation "0" := (@fzero K) : field_scope.
Local Notation "1" := (@fone K) : field_scope.
Add Field K_f : (K_field K) (morphism (of_Q_morph K), constants [f_cst], setoid (K_setoid K) (K_ext K)).
Local Notation "z ./ s" := (of_Q (z # s) : K) (at level 40, s at level 9) : field_scope.

(** The vector is v over s, followed by zeros. *)
Fixpoint at_scale (v : list Z) (s : positive) (x : vector) : Prop :=
  match v, x with
  | z :: v, q :: x => q == z ./ s /\ at_scale v s x
  | [], _ => Forall (fun q => q == 0) x
  | _ :: _, [] => False
  end.
Definition row_stands (D : positive) (r : list Z * Z) (n : neuron) : Prop :=
  Forall2 (fun z q => q == z ./ D) (fst r) (weights n) /\ bias n == snd r ./ D.
Definition layer_stands (z : zlayer) (l : layer) : Prop := Forall2 (row_stands (zden z)) (zrows z) l.
Definition network_stands (z : znetwork) (phi : network) : Prop :=
  Forall2 layer_stands (zhidden z) (hidden phi) /\ row_stands (zoutden z) (zoutput z) (output phi).

Lemma every_over D qs zs : every (over D) qs = Some zs -> Forall2 (fun z q => q == z ./ D) zs (map of_Q qs).
Proof.
  intros H. apply every_spec in H. induction H as [|q z qs zs E _ IH]; constructor; [|exact IH].
  apply of_Q_eq, over_value, E.
Qed.
Lemma zrow_stands D n r : zrow D n = Some r -> row_stands D r (neuron_of n).
Proof.
  intros H. unbind H w E. unbind H b F. injection H as <-.
  split; [apply every_over, E|apply of_Q_eq, over_value, F].
Qed.
Lemma in_integers_stands l z : in_integers l = Some z -> layer_stands z (layer_of l).
Proof.
  intros H. unbind H rows E. injection H as <-. unfold layer_stands. simpl. apply every_spec in E.
  revert E. generalize (layer_denominator l). intros D E.
  induction E as [|n r ns rs E _ IH]; constructor; [apply zrow_stands, E|exact IH].
Qed.
Lemma network_in_integers_stands phi z : network_in_integers phi = Some z -> network_stands z (network_of phi).
Proof.
  intros H. unbind H ls E. unbind H out F. apply in_integers_stands in F.
  destruct (zrows out) as [|r [|]] eqn:R; try discriminate.
  injection H as <-. unfold layer_stands in F. rewrite R in F. inversion_clear F as [|? ? ? ? S _].
  split; [simpl|exact S].
  apply every_spec in E. induction E as [|l z ls zs E _ IH]; constructor; [apply in_integers_stands, E|exact IH].
Qed.

(** ** Evaluation *)

Lemma zdot_acc w : forall v acc, zdot w v acc = (acc + zdot w v 0)%Z.
Proof.
  induction w as [|a w IH]; intros [|b v] acc; simpl; try lia.
  rewrite IH, (IH v (if (b =? 0)%Z then _ else _)). destruct (Z.eqb_spec b 0); lia.
Qed.

Lemma zdot_cons a w b v : zdot (a :: w) (b :: v) 0 = (a * b + zdot w v 0)%Z.
Proof. cbn [zdot]. rewrite zdot_acc. destruct (Z.eqb_spec b 0); lia. Qed.

Lemma dot_zeros w : forall x : vector, Forall (fun q => q == 0) x -> dot w x == 0.
Proof.
  induction w as [|a w IH]; intros x H; [reflexivity|]. destruct H as [|q x E H]; simpl; [reflexivity|].
  rewrite E, (IH _ H). ring.
Qed.
Lemma q_eq p r : (p == r)%Q -> (of_Q p : K) == of_Q r. Proof. apply of_Q_eq. Qed.
Lemma q_add p r : (of_Q (p + r)%Q : K) == of_Q p + of_Q r. Proof. apply (morph_add (of_Q_morph K)). Qed.
Lemma q_sub p r : (of_Q (p - r)%Q : K) == of_Q p - of_Q r. Proof. apply (morph_sub (of_Q_morph K)). Qed.
Lemma q_mul p r : (of_Q (p * r)%Q : K) == of_Q p * of_Q r. Proof. apply (morph_mul (of_Q_morph K)). Qed.
Lemma q_opp p : (of_Q (- p)%Q : K) == - of_Q p. Proof. apply (morph_opp (of_Q_morph K)). Qed.
Lemma fraction_add a b s : (a ./ s) + (b ./ s) == (a + b)%Z ./ s.
Proof. rewrite <- q_add. apply q_eq. unfold Qeq, Qplus. simpl. rewrite !Pos2Z.inj_mul. ring. Qed.
Lemma fraction_mul a b s u : (a ./ s) * (b ./ u) == (a * b)%Z ./ (s * u).
Proof. rewrite <- q_mul. reflexivity. Qed.
Lemma fraction_wide a s u : a ./ s == (a * Zpos u)%Z ./ (s * u).
Proof. apply q_eq. unfold Qeq. simpl. rewrite !Pos2Z.inj_mul. ring. Qed.
Lemma fraction_zero s : 0%Z ./ s == 0.
Proof. rewrite (q_eq (0 # s) 0%Q) by reflexivity. reflexivity. Qed.
Lemma zdot_value D s w zw : Forall2 (fun z q => q == z ./ D) zw w -> forall v x, at_scale v s x ->
  dot w x == zdot zw v 0 ./ (D * s).
Proof.
  induction 1 as [|z q zw w E _ IH]; intros v x S; [destruct v; symmetry; apply fraction_zero|].
  destruct v as [|b v]; [rewrite (dot_zeros (q :: w) x S); symmetry; apply fraction_zero|].
  destruct x as [|y x]; [contradiction|]. destruct S as [Ey S].
  cbn [dot]. rewrite zdot_cons, <- fraction_add, E, Ey, (IH _ _ S), fraction_mul. reflexivity.
Qed.
Lemma pre_row_value D s r n v x : row_stands D r n -> at_scale v s x ->
  affine_form n x == pre_row v (Zpos s) r ./ (D * s).
Proof.
  intros [W B] S. unfold affine_form, pre_row. rewrite zdot_acc, <- fraction_add, <- (zdot_value D s _ _ W v x S), B.
  rewrite (fraction_wide (snd r) D s). ring.
Qed.

Lemma fraction_sign z s : (0 <= z)%Z -> 0 <= z ./ s.
Proof. intros H. rewrite <- (fraction_zero s). apply of_Q_le. unfold Qle. simpl. nia. Qed.
Lemma fraction_sign' z s : (z <= 0)%Z -> z ./ s <= 0.
Proof. intros H. rewrite <- (fraction_zero s). apply of_Q_le. unfold Qle. simpl. nia. Qed.
Lemma relu_value z s q : q == z ./ s -> relu q == Z.max 0 z ./ s.
Proof.
  intros E. rewrite E. destruct (Z.le_ge_cases 0 z) as [L|L].
  - rewrite Z.max_r by lia. apply relu_pos, fraction_sign, L.
  - rewrite Z.max_l, fraction_zero by lia. apply relu_neg, fraction_sign', L.
Qed.

Lemma layer_value z l v s x : layer_stands z l -> at_scale v s x ->
  at_scale (map (Z.max 0) (pre z v s)) (zden z * s) (relu_layer x l).
Proof.
  intros L S. unfold pre, relu_layer. rewrite map_map. induction L as [|r n rs ns R _ IH]; simpl; [constructor|].
  split; [|exact IH]. apply relu_value. apply pre_row_value; assumption.
Qed.

Lemma hidden_value zs ls : Forall2 layer_stands zs ls -> forall v s x, at_scale v s x ->
  at_scale (fst (snd (run_hidden zs v s))) (snd (snd (run_hidden zs v s))) (fold_left relu_layer ls x).
Proof.
  induction 1 as [|z l zs ls L _ IH]; intros v s x S; [exact S|]. simpl.
  specialize (IH _ _ _ (layer_value z l v s x L S)).
  destruct (run_hidden zs (map (Z.max 0) (pre z v s)) (zden z * s)) as [ps r]. exact IH.
Qed.

Lemma run_value z phi v s x : network_stands z phi -> at_scale v s x -> value phi x == of_Q (snd (run z v s)).
Proof.
  intros [L O] S. pose proof (hidden_value _ _ L v s x S) as H. unfold run, value.
  destruct (run_hidden (zhidden z) v s) as [ps [w t]]. simpl in *. apply pre_row_value; assumption.
Qed.

(** ** Between two points *)

Lemma affine_ends h (a b : K) : a <= b -> affine_on h (Some a) (Some b) -> forall t, a <= t <= b ->
  (h a <= h t <= h b) \/ (h b <= h t <= h a).
Proof.
  intros L [m [d H]] t Ht. rewrite (H a), (H b), (H t) by (unfold inside; fra).
  destruct (lt_le_dec m 0); [right|left]; split; fnra.
Qed.

Lemma affine_relu_between h (a b : K) : a <= b -> affine_on h (Some a) (Some b) ->
  (0 <= h a /\ 0 <= h b) \/ (h a <= 0 /\ h b <= 0) -> affine_on (fun t => relu (h t)) (Some a) (Some b).
Proof.
  intros L A [S|S].
  - apply affine_ext with (k := h); [|exact A]. intros t Ht. apply relu_pos. destruct (affine_ends h a b L A t Ht); fra.
  - apply affine_ext with (k := fun _ => 0); [|apply affine_const]. intros t Ht. apply relu_neg.
    destruct (affine_ends h a b L A t Ht); fra.
Qed.

Lemma compatible_signs y z s u : compatible y z = true ->
  (0 <= y ./ s /\ 0 <= z ./ u) \/ (y ./ s <= 0 /\ z ./ u <= 0).
Proof.
  intros C. assert (S : ((0 <= y /\ 0 <= z) \/ (y <= 0 /\ z <= 0))%Z).
  { revert C. unfold compatible. destruct (Z.ltb_spec 0 y); [rewrite Z.leb_le; lia|].
    destruct (Z.ltb_spec y 0); [rewrite Z.leb_le; lia|]. intros _. lia. }
  destruct S as [[A B]|[A B]]; [left; split; apply fraction_sign|right; split; apply fraction_sign']; assumption.
Qed.
Lemma all2_cons {A B} (c : A -> B -> bool) u v x y :
  all2 c (u :: x) (v :: y) = true -> c u v = true /\ all2 c x y = true.
Proof. simpl. destruct (c u v); [auto|discriminate]. Qed.

Lemma layer_between z l (x : K -> vector) (a b : K) v0 s0 v1 s1 : layer_stands z l -> a <= b ->
  coordinates_affine x (Some a) (Some b) -> at_scale v0 s0 (x a) -> at_scale v1 s1 (x b) ->
  all2 compatible (pre z v0 s0) (pre z v1 s1) = true ->
  coordinates_affine (fun t => relu_layer (x t) l) (Some a) (Some b).
Proof.
  intros St L A S0 S1 C i. unfold relu_layer. unfold pre in C. revert i.
  induction St as [|r n rs ns R _ IH]; intros i; [destruct i; exact (affine_const (K := K) 0 _ _)|].
  simpl map in C. apply all2_cons in C. destruct C as [C Cs]. destruct i as [|i]; [|exact (IH Cs i)]. simpl.
  apply affine_relu_between; [exact L|apply affine_neuron, A|].
  rewrite (pre_row_value _ _ _ _ _ _ R S0), (pre_row_value _ _ _ _ _ _ R S1). apply compatible_signs, C.
Qed.

Lemma hidden_between zs ls : Forall2 layer_stands zs ls -> forall (x : K -> vector) (a b : K) v0 s0 v1 s1, a <= b ->
  coordinates_affine x (Some a) (Some b) -> at_scale v0 s0 (x a) -> at_scale v1 s1 (x b) ->
  one_pattern (fst (run_hidden zs v0 s0)) (fst (run_hidden zs v1 s1)) = true ->
  coordinates_affine (fun t => fold_left relu_layer ls (x t)) (Some a) (Some b).
Proof.
  induction 1 as [|z l zs ls St _ IH]; intros x a b v0 s0 v1 s1 L A S0 S1 C; [exact A|]. simpl in C.
  pose proof (layer_value z l v0 s0 _ St S0) as T0. pose proof (layer_value z l v1 s1 _ St S1) as T1.
  pose proof (fun A => IH (fun t => relu_layer (x t) l) a b _ _ _ _ L A T0 T1) as J. clear IH.
  destruct (run_hidden zs (map (Z.max 0) (pre z v0 s0)) (zden z * s0)) as [p0 r0].
  destruct (run_hidden zs (map (Z.max 0) (pre z v1 s1)) (zden z * s1)) as [p1 r1].
  apply all2_cons in C. destruct C as [C Cs]. apply J; [|exact Cs].
  exact (layer_between z l x a b v0 s0 v1 s1 St L A S0 S1 C).
Qed.

Lemma run_between z phi (x : K -> vector) (a b : K) v0 s0 v1 s1 : network_stands z phi -> a <= b ->
  coordinates_affine x (Some a) (Some b) -> at_scale v0 s0 (x a) -> at_scale v1 s1 (x b) ->
  one_pattern (fst (run z v0 s0)) (fst (run z v1 s1)) = true ->
  affine_on (fun t => value phi (x t)) (Some a) (Some b).
Proof.
  intros [St _] L A S0 S1 C. apply affine_neuron, (hidden_between _ _ St x a b v0 s0 v1 s1 L A S0 S1). revert C.
  unfold run. destruct (run_hidden (zhidden z) v0 s0), (run_hidden (zhidden z) v1 s1). exact (fun C => C).
Qed.

End Evaluation.

(** ** The shape *)

Fixpoint shape (d : Z) (ls : list (list qrow)) (out : qrow) : bool :=
  match ls with
  | [] => (size (fst out) =? d)%Z
  | l :: ls => forallb (fun r => (size (fst r) =? d)%Z) l && shape (size l) ls out
  end.
Definition shown_widths (d : Z) (phi : qnetwork) : list Z := (d :: map size (qhidden phi) ++ [1%Z])%list.
Definition check_shape (d : Z) (phi : qnetwork) : bool :=
  (1 <=? d)%Z && negb (size (qhidden phi) =? 0)%Z && forallb (fun l => (1 <=? size l)%Z) (qhidden phi) &&
  shape d (qhidden phi) (qoutput phi).

Definition hidden_widths (phi : qnetwork) : list nat := map (@List.length qrow) (qhidden phi).

Section Shape.
Context {K : ordered_field}.

Lemma shape_sound out ls : forall d, shape (Z.of_nat d) ls out = true ->
  shaped (K := K) d (map layer_of ls) (neuron_of out).
Proof.
  induction ls as [|l ls IH]; intros d H; simpl in *.
  - apply Z.eqb_eq in H. rewrite size_length in H. rewrite map_length. lia.
  - apply andb_true_iff in H. destruct H as [H Hs]. split.
    + apply Forall_forall. intros n Hn. apply in_map_iff in Hn. destruct Hn as [r [<- Hr]].
      rewrite forallb_forall in H. specialize (H r Hr). apply Z.eqb_eq in H. rewrite size_length in H.
      simpl. rewrite map_length. lia.
    + rewrite size_length in Hs. unfold layer_of at 1. rewrite map_length. apply IH, Hs.
Qed.
Lemma check_shape_sound d phi : check_shape d phi = true ->
  NN (Z.to_nat d) (hidden_widths phi) (network_of phi : network K).
Proof.
  unfold check_shape. rewrite !andb_true_iff. intros [[[D Ne] Pos] S]. apply Z.leb_le in D.
  rewrite size_length in Ne. split; [lia|]. split; [|split; [|split]].
  - unfold hidden_widths. destruct (qhidden phi); discriminate.
  - apply Forall_forall. intros w Hw. apply in_map_iff in Hw. destruct Hw as [l [<- Hl]].
    rewrite forallb_forall in Pos. specialize (Pos l Hl). apply Z.leb_le in Pos. rewrite size_length in Pos. lia.
  - unfold hidden_widths. simpl. rewrite map_map. apply map_ext. intros l. apply map_length.
  - apply shape_sound. rewrite Z2Nat.id by lia. exact S.
Qed.
End Shape.

Lemma shown_widths_are d phi : shown_widths d phi = (d :: map Z.of_nat (hidden_widths phi) ++ [1%Z])%list.
Proof.
  unfold shown_widths, hidden_widths. rewrite map_map. f_equal. f_equal. apply map_ext. intros l. apply size_length.
Qed.

(** P(N) *)
Definition pieces (phi : qnetwork) : Z := fold_right (fun l p => ((size l + 1) * p)%Z) 1%Z (qhidden phi).
Lemma pieces_are phi : pieces phi = Z.of_nat (P (hidden_widths phi)).
Proof.
  unfold pieces, P, hidden_widths. induction (qhidden phi) as [|l ls IH]; [reflexivity|]. cbn [fold_right map].
  rewrite IH, size_length, Nat2Z.inj_mul, Nat2Z.inj_add. reflexivity.
Qed.
