(** * Evaluation near a point where the network is known already

    A network is affine where no neuron changes sign, and neighbouring points have mostly the same signs.  A [region] is
    an interval of first coordinates, at one second coordinate, inside which all signs are known; there the value is one
    affine [form].  [recall] takes it from a region where it can and runs the network elsewhere; either way the signs
    and the value are those of [signed_run].

    Idea.  In a region every pre-activation is an affine form in the two coordinates.  Its signs at the two ends agree,
    so inside it has that sign; so the neurons that are on are the same inside, and the next layer's pre-activations are
    sums of these forms. *)

From Coq Require Import ZArith QArith List Lia Bool.
From Barriers Require Import NetworkChecker.
Import ListNotations.
Open Scope Z_scope.

(** The signs of all pre-activations, and the value. *)
Definition signed (r : list (list Z) * Q) : list (list Z) * Q := (map (map Z.sgn) (fst r), snd r).
Definition signed_run (z : znetwork) (x y : Z) (D : positive) : list (list Z) * Q := signed (run z [x; y] D).

Lemma compatible_sgn y z : compatible (Z.sgn y) (Z.sgn z) = compatible y z.
Proof. unfold compatible. destruct y, z; reflexivity. Qed.
Lemma all2_map {A B} (h : A -> B) c c' : (forall u v, c (h u) (h v) = c' u v) ->
  forall x y, all2 c (map h x) (map h y) = all2 c' x y.
Proof.
  intros H. induction x as [|u x IH]; intros [|v y]; try reflexivity. simpl. rewrite H, IH. reflexivity.
Qed.
Lemma one_pattern_signed r r' : one_pattern (fst (signed r)) (fst (signed r')) = one_pattern (fst r) (fst r').
Proof. apply all2_map. intros. apply all2_map. apply compatible_sgn. Qed.

Lemma signed_signed r : signed (signed r) = signed r.
Proof.
  unfold signed. cbn [fst snd]. rewrite map_map. f_equal. apply map_ext. intros l. rewrite map_map. apply map_ext.
  apply Z.sgn_sgn.
Qed.

(** ** A run that goes from pre-activations to pre-activations *)

(** The product with what a layer gives whose pre-activations are p. *)
Fixpoint dot_on (w p : list Z) (acc : Z) : Z :=
  match w, p with a :: w, b :: p => dot_on w p (if 0 <? b then acc + a * b else acc) | _, _ => acc end.
Definition row_on (p : list Z) (s : Z) (r : list Z * Z) : Z := dot_on (fst r) p (snd r * s).
Fixpoint run_on (ls : list zlayer) (p : list Z) (s : positive) : list (list Z) * (list Z * positive) :=
  match ls with
  | [] => ([], (p, s))
  | l :: ls =>
      let q := map (row_on p (Zpos s)) (zrows l) in let (ps, r) := run_on ls q (zden l * s)%positive in (q :: ps, r)
  end.
Definition quick_run (z : znetwork) (v : list Z) (s : positive) : list (list Z) * Q :=
  match zhidden z with
  | [] => run z v s
  | l :: ls =>
      let p := pre l v s in
      let (ps, r) := run_on ls p (zden l * s)%positive in
      (p :: ps, row_on (fst r) (Zpos (snd r)) (zoutput z) # (zoutden z * snd r))
  end.

Lemma dot_on_is w : forall p acc, dot_on w p acc = zdot w (map (Z.max 0) p) acc.
Proof.
  induction w as [|a w IH]; intros [|b p] acc; try reflexivity. cbn [dot_on map zdot]. rewrite IH. f_equal.
  destruct (Z.ltb_spec 0 b).
  - rewrite Z.max_r by lia. destruct (Z.eqb_spec b 0); [lia|reflexivity].
  - rewrite Z.max_l by lia. reflexivity.
Qed.
Lemma row_on_is p s r : row_on p s r = pre_row (map (Z.max 0) p) s r.
Proof. apply dot_on_is. Qed.
Lemma run_on_is ls : forall p s, let r := run_hidden ls (map (Z.max 0) p) s in
  fst (run_on ls p s) = fst r /\ snd r = (map (Z.max 0) (fst (snd (run_on ls p s))), snd (snd (run_on ls p s))).
Proof.
  induction ls as [|l ls IH]; intros p s; [split; reflexivity|]. cbn [run_on run_hidden]. unfold pre.
  rewrite <- (map_ext _ _ (row_on_is p (Zpos s))).
  specialize (IH (map (row_on p (Zpos s)) (zrows l)) (zden l * s)%positive).
  destruct (run_on ls _ _) as [ps r], (run_hidden ls _ _) as [ps' r']. cbn [fst snd] in *. destruct IH as [-> ->].
  split; reflexivity.
Qed.
Lemma quick_run_is z v s : quick_run z v s = run z v s.
Proof.
  unfold quick_run, run. destruct (zhidden z) as [|l ls]; [reflexivity|]. cbn [run_hidden].
  pose proof (run_on_is ls (pre l v s) (zden l * s)%positive) as H.
  destruct (run_on ls _ _) as [ps r], (run_hidden ls _ _) as [ps' r']. cbn [fst snd] in *. destruct H as [-> ->].
  cbn [fst snd]. rewrite row_on_is. reflexivity.
Qed.

(** ** Affine forms *)

(** a x + b y + c s *)
Record form := { fx : Z; fy : Z; fs : Z }.
Definition at_form (f : form) (x y s : Z) : Z := fx f * x + fy f * y + fs f * s.
(** f + w g *)
Definition add_times (f : form) (w : Z) (g : form) : form :=
  {| fx := fx f + w * fx g; fy := fy f + w * fy g; fs := fs f + w * fs g |}.

(** A neuron that is off has no form. *)
Fixpoint form_dot (w : list Z) (v : list (option form)) (acc : form) : form :=
  match w, v with
  | a :: w, Some f :: v => form_dot w v (add_times acc a f)
  | _ :: w, None :: v => form_dot w v acc
  | _, _ => acc
  end.
Definition form_row (v : list (option form)) (s : Z) (r : list Z * Z) : form :=
  form_dot (fst r) v {| fx := 0; fy := 0; fs := snd r * s |}.
Fixpoint keep (signs : list Z) (l : list form) : list (option form) :=
  match signs, l with g :: signs, f :: l => (if 0 <? g then Some f else None) :: keep signs l | _, _ => [] end.

(** The forms of all pre-activations if these are the signs, and those of the last outputs with their denominator. *)
Fixpoint forms_hidden (ls : list zlayer) (v : list (option form)) (s : positive) (signs : list (list Z)) :
    list (list form) * (list (option form) * positive) :=
  match ls with
  | [] => ([], (v, s))
  | l :: ls =>
      let p := map (form_row v (Zpos s)) (zrows l) in
      let (ps, r) := forms_hidden ls (keep (hd [] signs) p) (zden l * s)%positive (tl signs) in (p :: ps, r)
  end.
Definition coordinates : list (option form) :=
  [Some {| fx := 1; fy := 0; fs := 0 |}; Some {| fx := 0; fy := 1; fs := 0 |}].

(** ** Regions *)

(** Ends and the second coordinate are over [width]; the value is [inner_value] over [inner_scale]. *)
Record region := {
  low_end : Z; high_end : Z; second : Z; width : positive;
  inner_signs : list (list Z); inner_value : form; inner_scale : positive
}.
Definition covers (r : region) (x y : Z) (D : positive) : bool :=
  let w := x * Zpos (width r) in
  (low_end r * Zpos D <? w) && (w <? high_end r * Zpos D) && (y * Zpos (width r) =? second r * Zpos D).
Definition inner_run (r : region) (x y : Z) (D : positive) : list (list Z) * Q :=
  (inner_signs r, at_form (inner_value r) x y (Zpos D) # (inner_scale r * D)).

(** Whether the form has the sign g at both ends, or at one end while it is zero at the other. *)
Definition steady (lo hi y s : Z) (f : form) (g : Z) : bool :=
  let p := at_form f lo y s in let q := at_form f hi y s in compatible p q && (Z.sgn (p + q) =? g).

(** The ends: the nearest zeros of the forms, in steps of 1/(fine D).  Nothing needs to be known of them. *)
Definition fine : positive := 1048576.
Definition nearer (x y s m : Z) (ends : Z * Z) (f : form) : Z * Z :=
  if fx f =? 0 then ends else
    let q := - (fy f * y + fs f * s) * m / fx f in
    if q <? x * m then (Z.max (fst ends) (q + 1), snd ends) else (fst ends, Z.min (snd ends) q).
Definition region_at (z : znetwork) (x y : Z) (D : positive) (signs : list (list Z)) : option region :=
  let (forms, r) := forms_hidden (zhidden z) coordinates 1 signs in
  let m := Zpos fine in
  let ends := fold_left (fun ends l => fold_left (nearer x y (Zpos D) m) l ends) forms
    (m * (x - Zpos D), m * (x + Zpos D)) in
  if all2 (all2 (steady (fst ends) (snd ends) (y * m) (Zpos D * m))) forms signs
  then Some {| low_end := fst ends; high_end := snd ends; second := y * m; width := D * fine;
               inner_signs := signs; inner_value := form_row (fst r) (Zpos (snd r)) (zoutput z);
               inner_scale := zoutden z * snd r |}
  else None.

(** ** Memory: the last region, the last pre-activations, and how often their signs came in a row *)

Record memory := { known : option region; last_run : list (list Z); streak : Z }.
Definition nothing : memory := {| known := None; last_run := []; streak := 0 |}.
Definition same_sign (y z : Z) : bool := Z.sgn y =? Z.sgn z.
(** A region is worth its price when the same signs have come so often. *)
Definition enough : Z := 3.

Definition run_anew (z : znetwork) (m : memory) (x y : Z) (D : positive) : (list (list Z) * Q) * memory :=
  let r := quick_run z [x; y] D in
  if all2 (all2 same_sign) (last_run m) (fst r) then
    if enough <=? streak m then
      (r, {| known := region_at z x y D (fst (signed r)); last_run := fst r; streak := 0 |})
    else (r, {| known := known m; last_run := fst r; streak := streak m + 1 |})
  else (r, {| known := known m; last_run := fst r; streak := 0 |}).
Definition recall (z : znetwork) (m : memory) (x y : Z) (D : positive) : (list (list Z) * Q) * memory :=
  match known m with
  | Some r => if covers r x y D then (inner_run r x y D, m) else run_anew z m x y D
  | None => run_anew z m x y D
  end.

(** ** What is recalled is what a run gives *)

Section Inside.
Variables (x y : Z) (D : positive).

Definition value_at (f : option form) : Z := match f with Some f => at_form f x y (Zpos D) | None => 0 end.

Lemma form_dot_value w : forall v acc,
  at_form (form_dot w v acc) x y (Zpos D) = zdot w (map value_at v) (at_form acc x y (Zpos D)).
Proof.
  induction w as [|a w IH]; intros [|[f|] v] acc; try reflexivity; cbn [form_dot map value_at zdot]; rewrite IH;
    [|rewrite Z.eqb_refl; reflexivity].
  f_equal. destruct (Z.eqb_spec (at_form f x y (Zpos D)) 0) as [E|E].
  - transitivity (at_form acc x y (Zpos D) + a * at_form f x y (Zpos D)); [unfold at_form; simpl; ring|lia].
  - unfold at_form. simpl. ring.
Qed.
Lemma form_row_value v s r :
  at_form (form_row v (Zpos s) r) x y (Zpos D) = pre_row (map value_at v) (Zpos (s * D)) r.
Proof.
  unfold form_row, pre_row. rewrite form_dot_value. f_equal. unfold at_form. simpl. rewrite Pos2Z.inj_mul. ring.
Qed.

Variables (lo hi y0 : Z) (s0 : positive).
Hypothesis above : lo * Zpos D < x * Zpos s0.
Hypothesis below : x * Zpos s0 < hi * Zpos D.
Hypothesis level : y * Zpos s0 = y0 * Zpos D.

Lemma steady_sign f g : steady lo hi y0 (Zpos s0) f g = true -> Z.sgn (at_form f x y (Zpos D)) = g.
Proof.
  unfold steady. rewrite andb_true_iff, Z.eqb_eq. intros [C G].
  set (p := at_form f lo y0 (Zpos s0)) in *. set (q := at_form f hi y0 (Zpos s0)) in *.
  set (v := at_form f x y (Zpos D)).
  set (u := hi * Zpos D - x * Zpos s0). set (w := x * Zpos s0 - lo * Zpos D).
  assert (E : (u + w) * (Zpos s0 * v) = Zpos D * (u * p + w * q)).
  { replace (Zpos s0 * v) with (fx f * (x * Zpos s0) + fy f * (y * Zpos s0) + fs f * Zpos s0 * Zpos D)
      by (unfold v, at_form; ring).
    rewrite level. unfold p, q, u, w, at_form. ring. }
  assert (U : 0 < u) by (unfold u; lia). assert (W : 0 < w) by (unfold w; lia). clearbody p q v u w.
  assert (S : Z.sgn v = Z.sgn (u * p + w * q)).
  { assert (T : Z.sgn ((u + w) * (Zpos s0 * v)) = Z.sgn (Zpos D * (u * p + w * q))) by (rewrite E; reflexivity).
    rewrite !Z.sgn_mul in T. rewrite (Z.sgn_pos (u + w)) in T by lia. change (Z.sgn (Zpos s0)) with 1 in T.
    change (Z.sgn (Zpos D)) with 1 in T. rewrite !Z.mul_1_l in T. exact T. }
  rewrite S, <- G. clear - C U W. unfold compatible in C.
  destruct (Z.ltb_spec 0 p), (Z.ltb_spec p 0); nia.
Qed.

Lemma kept signs : forall l, all2 (steady lo hi y0 (Zpos s0)) l signs = true ->
  map value_at (keep signs l) = map (Z.max 0) (map (fun f => at_form f x y (Zpos D)) l) /\
  map Z.sgn (map (fun f => at_form f x y (Zpos D)) l) = signs.
Proof.
  induction signs as [|g signs IH]; intros [|f l] H; try discriminate; [split; reflexivity|].
  apply all2_cons in H. destruct H as [S H]. destruct (IH _ H) as [I1 I2]. apply steady_sign in S.
  cbn [keep map]. rewrite I1, I2, S. split; [|reflexivity]. f_equal. clear - S. destruct (Z.ltb_spec 0 g); simpl; lia.
Qed.

Lemma forms_run ls : forall v s signs,
  all2 (all2 (steady lo hi y0 (Zpos s0))) (fst (forms_hidden ls v s signs)) signs = true ->
  let r := run_hidden ls (map value_at v) (s * D) in let o := snd (forms_hidden ls v s signs) in
  map (map Z.sgn) (fst r) = signs /\ snd r = (map value_at (fst o), (snd o * D)%positive).
Proof.
  induction ls as [|l ls IH]; intros v s signs H.
  - destruct signs; [|discriminate]. split; reflexivity.
  - cbn [forms_hidden run_hidden] in *.
    specialize (IH (keep (hd [] signs) (map (form_row v (Zpos s)) (zrows l))) (zden l * s)%positive (tl signs)).
    destruct (forms_hidden ls _ _ _) as [ps o]. destruct signs as [|g signs]; [discriminate|]. cbn [fst] in H.
    apply all2_cons in H. destruct H as [S H]. specialize (IH H). destruct (kept _ _ S) as [K1 K2].
    assert (E : map (fun f => at_form f x y (Zpos D)) (map (form_row v (Zpos s)) (zrows l)) =
      pre l (map value_at v) (s * D)).
    { unfold pre. rewrite map_map. apply map_ext. intros r. apply form_row_value. }
    rewrite E in K1, K2. cbn [hd tl] in IH. rewrite K1, <- Pos.mul_assoc in IH.
    destruct (run_hidden ls _ _) as [qs r]. cbn [fst snd map] in *. destruct IH as [I1 I2]. rewrite I1, K2.
    split; [reflexivity|exact I2].
Qed.
End Inside.

Definition knows (z : znetwork) (r : region) : Prop :=
  forall x y D, covers r x y D = true -> inner_run r x y D = signed_run z x y D.
Definition remembers (z : znetwork) (m : memory) : Prop := forall r, known m = Some r -> knows z r.

Lemma nothing_remembers z : remembers z nothing.
Proof. intros r H. discriminate. Qed.

Lemma region_knows z x y D signs r : region_at z x y D signs = Some r -> knows z r.
Proof.
  unfold region_at. destruct (forms_hidden _ _ _ _) as [forms o] eqn:F. set (ends := fold_left _ _ _). clearbody ends.
  destruct (all2 _ _ _) eqn:S; [|discriminate]. intros H. injection H as <-. intros x' y' D' I. unfold covers in I.
  cbn [low_end high_end second width] in I. rewrite !andb_true_iff, !Z.ltb_lt, Z.eqb_eq in I.
  destruct I as [[I1 I2] I3].
  change (Zpos D * Zpos fine) with (Zpos (D * fine)) in S.
  pose proof (forms_run x' y' D' _ _ _ _ I1 I2 I3 (zhidden z) coordinates 1 signs) as G. rewrite F in G.
  specialize (G S). cbn [fst snd] in G. unfold inner_run, signed_run, run, signed.
  assert (C : map (value_at x' y' D') coordinates = [x'; y']) by (cbn -[Z.mul]; unfold at_form; simpl fx; simpl fy;
    simpl fs; f_equal; [ring|f_equal; ring]).
  rewrite C, Pos.mul_1_l in G. destruct (run_hidden (zhidden z) [x'; y'] D') as [ps [v t]]. cbn [fst snd] in *.
  destruct G as [-> G]. injection G as -> ->. cbn [inner_signs inner_value inner_scale]. rewrite form_row_value.
  rewrite <- Pos.mul_assoc. reflexivity.
Qed.

Lemma recall_spec z m x y D : remembers z m ->
  signed (fst (recall z m x y D)) = signed_run z x y D /\ remembers z (snd (recall z m x y D)).
Proof.
  intros M. assert (A : signed (fst (run_anew z m x y D)) = signed_run z x y D /\
    remembers z (snd (run_anew z m x y D))).
  { unfold run_anew, signed_run. rewrite <- quick_run_is.
    destruct (all2 _ _ _); [destruct (_ <=? _)|]; split; try reflexivity; try exact M.
    intros r H. apply (region_knows _ _ _ _ _ _ H). }
  unfold recall. destruct (known m) as [r|] eqn:E; [|exact A]. destruct (covers r x y D) eqn:I; [|exact A].
  split; [|exact M]. cbn [fst]. rewrite (M r E _ _ _ I). apply signed_signed.
Qed.
