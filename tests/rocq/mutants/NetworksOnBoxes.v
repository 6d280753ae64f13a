(** * Networks on boxes: what phi is, or where it does not fail, while its inputs are known up to intervals *)

From Coq Require Import ZArith QArith Qround Qabs List Lia Lqa.
From Barriers Require Import OrderedFields Archimedean Networks Classification Alternation Instability.
From Mutants Require Import Verdicts Instances.
Import ListNotations.
Open Scope Q_scope.
Canonical Structure Q_field.

(** ** Bounds of the value, computed *)

Definition between (b : Q * Q) (u : Q) : Prop := fst b <= u <= snd b.
Definition scaled (c : Q) (b : Q * Q) : Q * Q :=
  if Qlt_le_dec c 0 then (c * snd b, c * fst b) else (c * fst b, c * snd b).
Fixpoint dot_in (w : list Q) (box : list (Q * Q)) : Q * Q :=
  match w, box with
  | c :: w, b :: box => let p := scaled c b in let r := dot_in w box in (fst p + fst r, snd p + snd r)
  | _, _ => (0, 0)
  end.
Definition form_in (n : neuron Q_field) (box : list (Q * Q)) : Q * Q :=
  let p := dot_in (weights n) box in (fst p + bias n, snd p + bias n).
Definition relu_in (b : Q * Q) : Q * Q := (@relu Q_field (fst b), @relu Q_field (snd b)).
Definition layer_in (box : list (Q * Q)) (l : list (neuron Q_field)) : list (Q * Q) :=
  map (fun n => relu_in (form_in n box)) l.
Definition value_in (phi : network Q_field) (box : list (Q * Q)) : Q * Q :=
  form_in (output phi) (fold_left layer_in (hidden phi) box).

Lemma scaled_in c b u : between b u -> between (scaled c b) (c * u).
Proof. unfold between, scaled. intros H. destruct (Qlt_le_dec c 0); simpl; nra. Qed.

Lemma dot_in_box w : forall box x, Forall2 between box x -> between (dot_in w box) (@dot Q_field w x).
Proof.
  induction w as [| c w IH]; intros box x H; [unfold between; simpl; lra |]. destruct H as [| b u box x B H].
  - unfold between. simpl. lra.
  - pose proof (scaled_in c b u B) as S. specialize (IH box x H). unfold between in *. simpl in *. lra.
Qed.

Lemma form_in_box n box x : Forall2 between box x -> between (form_in n box) (@affine_form Q_field n x).
Proof.
  intros H. pose proof (dot_in_box (weights n) box x H) as D. unfold between, form_in, affine_form in *. simpl.
  change (@fadd Q_field) with Qplus. lra.
Qed.

Lemma relu_rises (u v : Q) : u <= v -> @relu Q_field u <= @relu Q_field v.
Proof.
  intros L. unfold relu, fmax. simpl.
  destruct (Qlt_le_dec 0 u), (Qlt_le_dec 0 v); lra.
Qed.

Lemma value_in_box phi box x : Forall2 between box x -> between (value_in phi box) (@value Q_field phi x).
Proof.
  intros H. unfold value_in, value. apply form_in_box. revert box x H. induction (hidden phi) as [| l ls IH].
  - intros box x H. exact H.
  - intros box x H. simpl. apply IH. unfold layer_in, relu_layer. induction l as [| n l IHl]; simpl; constructor; auto.
    pose proof (form_in_box n box x H) as F. unfold between, relu_in in *. simpl. split; apply relu_rises; apply F.
Qed.

(** The label, where it is one on an interval of first coordinates. *)
Definition label_in (a : Q) (b : Q * Q) : option Q :=
  if Qlt_le_dec 0 (snd b) then
    if Qlt_le_dec 0 (fst b) then
      if Z.eq_dec (Qceiling (a / fst b)) (Qceiling (a / snd b))
      then Some (@of_Z Q_field (Qceiling (a / fst b) mod 2)) else None
    else None
  else Some 0.

Lemma label_in_box a b l (x : list Q) : 0 <= a -> label_in a b = Some l -> between b (first (K := K) x) ->
  f (K := K) a x = l.
Proof.
  unfold label_in, between. intros Ha E [L U]. set (u := first (K := K) x) in *. unfold f. fold u.
  destruct (Qlt_le_dec 0 (snd b)) as [S | S].
  - destruct (Qlt_le_dec 0 (fst b)) as [F | F]; [| discriminate E].
    destruct (Z.eq_dec _ _) as [C | C]; [| discriminate E]. injection E as <-.
    destruct (le_bool _ _) eqn:B; [exfalso; apply (@le_bool_iff K) in B; change (u <= 0) in B; lra |].
    f_equal. f_equal. change (Qceiling (a / u) = Qceiling (a / fst b)).
    assert (D : forall v w, 0 < v -> v <= w -> a / w <= a / v).
    { intros v w V W. apply (@fractions_le K); [change (0 < w); lra | exact V |]. change (a * v <= a * w). nra. }
    pose proof (Qceiling_resp_le _ _ (D (fst b) u F L)).
    pose proof (Qceiling_resp_le _ _ (D u (snd b) ltac:(lra) U)). lia.
  - injection E as <-. destruct (le_bool _ _) eqn:B; [reflexivity |]. apply Bool.not_true_iff_false in B. exfalso.
    apply B, (@le_bool_iff K). change (u <= 0). lra.
Qed.

(** phi does not fail on a box where the label is l. *)
Definition right_in (phi : network Q_field) (g : Q -> Q) (box : list (Q * Q)) (l : Q) : bool :=
  let v := value_in phi box in
  (if Qlt_le_dec (l - (1 # 2)) (g (fst v)) then true else false) &&
  (if Qlt_le_dec (g (snd v)) (l + (1 # 2)) then true else false).

Lemma right_in_box phi g box l a (x : list Q) : (forall u v, u <= v -> g u <= g v) -> right_in phi g box l = true ->
  Forall2 between box x -> f (K := K) a x = l -> fails (K := K) g phi a x = false.
Proof.
  intros Hg R H E. destruct (value_in_box phi box x H) as [L U]. unfold right_in in R. unfold fails. rewrite E.
  pose proof (Hg _ _ L). pose proof (Hg _ _ U). destruct (Qlt_le_dec (l - (1 # 2)) _) as [A | A]; [| discriminate R].
  destruct (Qlt_le_dec _ (l + (1 # 2))) as [B | B]; [| discriminate R]. apply Bool.not_true_iff_false. intros C.
  apply (@le_bool_iff K) in C. pose proof (@abs_spec K (g (value phi x) - l)) as S. in_Q. lra.
Qed.

(** The box of z^k + eta_{s,t}, lo <= t <= hi. *)
Definition box (a delta s lo hi : Q) (k : nat) : list (Q * Q) :=
  let y := delta * f (K := K) a (x_point (K := K) 2 a k) + - (s * delta) in
  [(abscissa (K := K) a k + lo, abscissa (K := K) a k + hi); (y, y)].

Lemma in_the_box a delta s lo hi k (t : Q) : lo <= t <= hi ->
  Forall2 between (box a delta s lo hi k) (add (z_point (K := K) 2 a delta k) (eta (K := K) 2 delta s t)).
Proof.
  intros H. unfold box. simpl. set (x := abscissa (K := K) a k). clearbody x. in_Q.
  constructor; [unfold between; simpl; lra |]. constructor; [unfold between; simpl; lra | constructor].
Qed.

(** Where phi is seen to be right, whatever t is: for the labels of a, or for those that the points are to have. *)
Definition calm (phi : network Q_field) (g : Q -> Q) (a delta s lo hi : Q) (k : nat) : bool :=
  match label_in a (abscissa (K := K) a k + lo, abscissa (K := K) a k + hi) with
  | Some l => right_in phi g (box a delta s lo hi k) l
  | None => false
  end.
Definition calm_if_right (phi : network Q_field) (g : Q -> Q) (a delta s lo hi : Q) (k : nat) : bool :=
  right_in phi g (box a delta s lo hi k) (label (K := K) k).

Definition rises (g : Q -> Q) : Prop := forall u v, u <= v -> g u <= g v.
Lemma rises_monotone g : rises g -> monotone (K := K) g. Proof. left. assumption. Qed.
Lemma same_rises : rises same_number. Proof. intros u v L. exact L. Qed.
Lemma step_rises : rises step.
Proof.
  intros u v L. unfold step.
  destruct (Qlt_le_dec u (1 # 2)), (Qlt_le_dec v (1 # 2)); try (vm_compute; discriminate). lra.
Qed.

Lemma calm_right phi g a delta s lo hi k (t : Q) : rises g -> 0 <= a -> lo <= t <= hi ->
  calm phi g a delta s lo hi k = true ->
  fails (K := K) g phi a (add (z_point (K := K) 2 a delta k) (eta (K := K) 2 delta s t)) = false.
Proof.
  intros Hg Ha Ht C. unfold calm in C. destruct (label_in _ _) as [l |] eqn:E; [| discriminate C].
  pose proof (in_the_box a delta s lo hi k t Ht) as B. apply (right_in_box phi g (box a delta s lo hi k) l); auto.
  apply (label_in_box a _ l _ Ha E). inversion B; subst. assumption.
Qed.

Lemma calm_right_if phi g a a' delta s lo hi k (t : Q) : rises g -> lo <= t <= hi ->
  calm_if_right phi g a delta s lo hi k = true ->
  f (K := K) a' (add (z_point (K := K) 2 a delta k) (eta (K := K) 2 delta s t)) = label (K := K) k ->
  fails (K := K) g phi a' (add (z_point (K := K) 2 a delta k) (eta (K := K) 2 delta s t)) = false.
Proof.
  intros Hg Ht C E. apply (right_in_box phi g (box a delta s lo hi k) (label (K := K) k)); auto.
  apply in_the_box, Ht.
Qed.
