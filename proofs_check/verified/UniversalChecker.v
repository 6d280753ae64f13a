(** * The proved checker of certificates of U: what it accepts holds *)

From Coq Require Import ZArith QArith List Sorted Lia Setoid Bool String.
From Barriers Require Import Json Sha256 Numerals NetworkChecker Intervals Regions Settings UniversalCertificates
  UniversalBounds.
From Barriers Require Import OrderedFields Archimedean Networks.
Import ListNotations.
Open Scope Q_scope.

(** ** Counting *)

Lemma map_nth_seq {A} (d : A) l : map (fun i => nth i l d) (seq 0 (List.length l)) = l.
Proof. induction l as [|a l IH]; [reflexivity|]. simpl. rewrite <- seq_shift, map_map, IH. reflexivity. Qed.
Lemma filter_mapped {A B} (g : B -> bool) (h : A -> B) l :
  List.length (filter g (map h l)) = List.length (filter (fun a => g (h a)) l).
Proof. induction l as [|a l IH]; [reflexivity|]. simpl. destruct (g (h a)); simpl; congruence. Qed.
Lemma filter_sorted g n : forall k, StronglySorted lt (filter g (seq k n)).
Proof.
  induction n as [|n IH]; intros k; [constructor|]. simpl. destruct (g k); [|apply IH]. constructor; [apply IH|].
  apply Forall_forall. intros i Hi. apply filter_In in Hi. destruct Hi as [Hi _]. apply in_seq in Hi. lia.
Qed.

Lemma count_how_many {B} (g : B -> bool) (d : B) l (A : nat -> Prop) :
  (forall i, (i < List.length l)%nat -> (A i <-> g (nth i l d) = true)) ->
  how_many A (List.length l) (Z.of_nat (List.length (filter g l))).
Proof.
  intros H. exists (filter (fun i => g (nth i l d)) (seq 0 (List.length l))). split; [apply filter_sorted|]. split.
  - intros i. rewrite filter_In, in_seq. split; [intros [Hi G]|intros [Hi G]]; (split; [lia|]); apply H; auto; lia.
  - f_equal. rewrite <- (map_nth_seq d l) at 1. apply filter_mapped.
Qed.

(** ** The walk along the rows *)

Definition says (want : bool) (d : option (option bool)) : bool :=
  match d with Some (Some b) => Bool.eqb b want | _ => false end.

Lemma count_one_adds b n :
  fst (count_one b n) = (fst n + if says true (Some b) then 1 else 0)%Z /\
  snd (count_one b n) = (snd n + if says false (Some b) then 1 else 0)%Z.
Proof. destruct b as [[|]|]; simpl; lia. Qed.

(** What a walk asks of a point is not looked into here. *)
Local Opaque around decided first_here first_moved halvings.

Section Walk.
Variable m : moving.
Variables (A B : Z) (L : positive).
Definition here_of (p : list Z * Z) : option (option bool) := decided m (first_here m (fst p)) (snd p).
Definition start_of (p : list Z * Z) : list Z := first_moved m (fst p) (first_here m (fst p)).
Definition moved_of (p : list Z * Z) : option (option bool) := decided m (start_of p) (snd p).
Definition breaks (p : list Z * Z) : Prop :=
  here_of p = Some (Some true) /\ exists left left', around m halvings (start_of p) (snd p) A B L left = Some left'.

Definition counted (g : list Z * Z -> bool) (l : list (list Z * Z)) : Z := Z.of_nat (List.length (filter g l)).
Lemma counted_cons g p l : counted g (p :: l) = ((if g p then 1 else 0) + counted g l)%Z.
Proof. unfold counted. cbn [filter]. destruct (g p); cbn [List.length]; lia. Qed.

Lemma check_rows_spec rows : forall labels k chosen left n r w r' w',
  check_rows m A B L k rows labels chosen left n = Some ((r, w), (r', w')) ->
  let l := combine rows labels in
  List.length labels = List.length rows /\
  Forall (fun p => here_of p <> None /\ moved_of p <> None) l /\
  r = (fst (fst n) + counted (fun p => says true (here_of p)) l)%Z /\
  w = (snd (fst n) + counted (fun p => says false (here_of p)) l)%Z /\
  r' = (fst (snd n) + counted (fun p => says true (moved_of p)) l)%Z /\
  w' = (snd (snd n) + counted (fun p => says false (moved_of p)) l)%Z /\
  StronglySorted Z.lt chosen /\
  Forall (fun i => (k <= i < k + Z.of_nat (List.length rows))%Z /\ breaks (nth (Z.to_nat (i - k)) l ([], 0%Z))) chosen.
Proof.
  induction rows as [|row rows IH]; intros [|y labels] k chosen left n r w r' w' H; try discriminate;
    cbn [check_rows] in H.
  - destruct chosen; [|discriminate]. injection H as ->. unfold counted. simpl. repeat split; try lia; constructor.
  - fold (here_of (row, y)) in H. unbind H b0 E0. fold (start_of (row, y)) in H. fold (moved_of (row, y)) in H.
    unbind H b1 E1. cbn [combine].
    assert (E0' : here_of (row, y) = Some b0) by exact E0.
    assert (E1' : moved_of (row, y) = Some b1) by exact E1.
    set (n' := (count_one b0 (fst n), count_one b1 (snd n))) in H.
    assert (Sum : forall (rest : list Z) (left' : Z),
      check_rows m A B L (k + 1) rows labels rest left' n' = Some ((r, w), (r', w')) ->
      (forall j, In j rest -> j <> k) ->
      List.length (y :: labels) = List.length (row :: rows) /\
      Forall (fun p => here_of p <> None /\ moved_of p <> None) ((row, y) :: combine rows labels) /\
      r = (fst (fst n) + counted (fun p => says true (here_of p)) ((row, y) :: combine rows labels))%Z /\
      w = (snd (fst n) + counted (fun p => says false (here_of p)) ((row, y) :: combine rows labels))%Z /\
      r' = (fst (snd n) + counted (fun p => says true (moved_of p)) ((row, y) :: combine rows labels))%Z /\
      w' = (snd (snd n) + counted (fun p => says false (moved_of p)) ((row, y) :: combine rows labels))%Z /\
      StronglySorted Z.lt rest /\
      Forall (fun i => (k + 1 <= i < k + Z.of_nat (List.length (row :: rows)))%Z /\
        breaks (nth (Z.to_nat (i - k)) ((row, y) :: combine rows labels) ([], 0%Z))) rest).
    { intros rest left' C _. destruct (IH _ _ _ _ _ _ _ _ _ C) as (I1 & I2 & I3 & I4 & I5 & I6 & I7 & I8).
      destruct (count_one_adds b0 (fst n)) as [C1 C2], (count_one_adds b1 (snd n)) as [C3 C4].
      rewrite !counted_cons, E0', E1'. subst n'. cbn [fst snd] in I3, I4, I5, I6.
      rewrite C1 in I3. rewrite C2 in I4. rewrite C3 in I5. rewrite C4 in I6. clear - I1 I2 I3 I4 I5 I6 I7 I8 E0' E1'.
      split; [cbn [List.length]; lia|].
      split; [constructor; [rewrite E0', E1'; split; discriminate|exact I2]|]. do 4 (split; [lia|]).
      split; [exact I7|]. revert I8. apply Forall_impl. intros j [J1 J2]. split; [cbn [List.length]; lia|].
      replace (Z.to_nat (j - k)) with (S (Z.to_nat (j - (k + 1)))) by lia. exact J2. }
    destruct chosen as [|i rest].
    + destruct (Sum [] left H ltac:(intros j [])) as (I1 & I2 & I3 & I4 & I5 & I6 & I7 & I8). repeat split; auto.
    + destruct (Z.eqb_spec i k) as [->|N].
      * destruct b0 as [[|]|]; try discriminate. unbind H left' F.
        destruct (Sum rest left' H) as (I1 & I2 & I3 & I4 & I5 & I6 & I7 & I8).
        { intros j Hj ->. clear Sum. destruct (IH _ _ _ _ _ _ _ _ _ H) as (_ & _ & _ & _ & _ & _ & _ & I8).
          rewrite Forall_forall in I8. destruct (I8 _ Hj). lia. }
        repeat (split; [assumption|]). split.
        { constructor; [exact I7|]. revert I8. apply Forall_impl. intros j [J _]. lia. }
        constructor; [|revert I8; apply Forall_impl; intros j [J J2]; split; [lia|exact J2]].
        split; [cbn [List.length]; lia|]. rewrite Z.sub_diag. change (Z.to_nat 0) with O. cbn [nth]. split;
          [exact E0'|]. exists left, left'. exact F.
      * destruct (Sum (i :: rest) left H) as (I1 & I2 & I3 & I4 & I5 & I6 & I7 & I8).
        { intros j Hj ->. clear Sum. destruct (IH _ _ _ _ _ _ _ _ _ H) as (_ & _ & _ & _ & _ & _ & _ & I8).
          rewrite Forall_forall in I8. destruct (I8 _ Hj). lia. }
        repeat (split; [assumption|]). revert I8. apply Forall_impl. intros j [J J2]. split; [lia|exact J2].
Qed.
End Walk.

(** ** Vectors *)

Section Sound.
Context {K : ordered_field}.
Open Scope field_scope.
Local Notation vector := (vector K).
Local Notation "0" := (@fzero K) : field_scope.
Local Notation "1" := (@fone K) : field_scope.
Add Field K_f : (K_field K) (morphism (of_Q_morph K), constants [f_cst], setoid (K_setoid K) (K_ext K)).
Local Notation "z ./ s" := (of_Q (z # s) : K) (at level 40, s at level 9) : field_scope.
Local Notation plain := (moved_by (fun a : K => a)).

Lemma stand_scale s l (x : vector) : stand s l x -> at_scale l s x.
Proof. induction 1 as [|z q l x E _ IH]; simpl; [constructor|]. split; [exact E|exact IH]. Qed.
Lemma stand_added s l l' (x x' : vector) : stand s l x -> stand s l' x' -> stand s (added l l') (plain x x').
Proof.
  intros H. revert l' x'. induction H as [|z q l x E _ IH]; intros l' x' H'; [constructor|].
  destruct H' as [|z' q' l' x' E' H']; simpl; constructor; [|apply IH, H']. rewrite E, E'. apply fraction_add.
Qed.
Lemma stand_every D qs zs : every (over D) qs = Some zs -> stand D zs (map of_Q qs : vector).
Proof. apply every_over. Qed.

Definition clip (lo hi a : K) : K := fmin (fmax a lo) hi.
Lemma clip_moves_less lo hi a b : fabs (clip lo hi a - clip lo hi b) <= fabs (a - b).
Proof.
  unfold clip. pose proof (max_spec a lo). pose proof (max_spec b lo). pose proof (min_spec (fmax a lo) hi).
  pose proof (min_spec (fmax b lo) hi). apply abs_le_condition. pose proof (abs_spec (a - b)). fra.
Qed.
Lemma over_max a b s : Z.max a b ./ s == fmax (a ./ s) (b ./ s).
Proof.
  pose proof (max_spec (a ./ s) (b ./ s)). destruct (Z.max_spec a b) as [[L ->]|[L ->]].
  - pose proof (over_le (K := K) a b s ltac:(lia)). fra.
  - pose proof (over_le (K := K) b a s L). fra.
Qed.
Lemma over_min a b s : Z.min a b ./ s == fmin (a ./ s) (b ./ s).
Proof.
  pose proof (min_spec (a ./ s) (b ./ s)). destruct (Z.min_spec a b) as [[L ->]|[L ->]].
  - pose proof (over_le (K := K) a b s ltac:(lia)). fra.
  - pose proof (over_le (K := K) b a s L). fra.
Qed.
Lemma stand_clip s lo hi (p q : K) l x : p == lo ./ s -> q == hi ./ s -> stand s l x ->
  stand s (map (clip_within lo hi) l) (map (clip p q) x).
Proof.
  intros P Q. induction 1 as [|z y l x E _ IH]; simpl; constructor; [|exact IH].
  unfold clip, clip_within. rewrite over_min, over_max, E, P, Q. reflexivity.
Qed.
Lemma moved_clip (g : K -> K) x : forall e, moved_by g x e = map g (plain x e).
Proof. induction x as [|a x IH]; intros [|b e]; simpl; [reflexivity..|]. rewrite IH. reflexivity. Qed.

Lemma dot_plain w : forall x e : vector, List.length x = List.length e -> dot w (plain x e) == dot w x + dot w e.
Proof.
  induction w as [|a w IH]; intros [|b x] [|h e] Hl; try discriminate; cbn [moved_by dot]; try ring.
  injection Hl as Hl. rewrite (IH x e Hl). ring.
Qed.

(** v is u + mu h, up to r in each coordinate. *)
Inductive shifted (mu r : K) : vector -> vector -> vector -> Prop :=
| shifted_nil : shifted mu r [] [] []
| shifted_cons u h v us hs vs : fabs (v - u - mu * h) <= r -> shifted mu r us hs vs ->
    shifted mu r (u :: us) (h :: hs) (v :: vs).

Definition sum_abs (w : vector) : K := fold_right (fun a s => fabs a + s) 0 w.
Lemma sum_abs_nonneg w : 0 <= sum_abs w.
Proof. induction w as [|a w IH]; simpl; [fra|]. pose proof (abs_nonneg a). fra. Qed.

Lemma shifted_dot mu r u h v : 0 <= r -> shifted mu r u h v ->
  forall w, fabs (dot w v - dot w u - mu * dot w h) <= r * sum_abs w.
Proof.
  intros R. induction 1 as [|a b c us hs vs E _ IH]; intros w.
  - assert (Z0 : forall w : vector, dot w [] == 0) by (intros [|]; reflexivity).
    assert (N : fabs (dot w [] - dot w [] - mu * dot w []) == 0).
    { rewrite !Z0. pose proof (abs_spec (0 - 0 - mu * 0)). assert (0 - 0 - mu * 0 == 0) by ring. fra. }
    rewrite N. pose proof (sum_abs_nonneg w). fnra.
  - destruct w as [|g w]; cbn [dot sum_abs fold_right].
    + pose proof (abs_spec (0 - 0 - mu * 0)). assert (0 - 0 - mu * 0 == 0) by ring. fra.
    + specialize (IH w). fold (sum_abs w).
      assert (T : fabs (g * (c - a - mu * b)) <= r * fabs g).
      { rewrite abs_mult. pose proof (abs_nonneg g). fnra. }
      pose proof (abs_triangle (g * (c - a - mu * b)) (dot w vs - dot w us - mu * dot w hs)) as Tr.
      setoid_replace (g * c + dot w vs - (g * a + dot w us) - mu * (g * b + dot w hs)) with
        (g * (c - a - mu * b) + (dot w vs - dot w us - mu * dot w hs)) by ring.
      setoid_replace (r * (fabs g + sum_abs w)) with (r * fabs g + r * sum_abs w) by ring. fra.
Qed.

Lemma weight_sum_value D w W : Forall2 (fun z q => q == z ./ D) w W -> weight_sum w ./ D == sum_abs W.
Proof.
  intros H. unfold weight_sum.
  assert (G : forall s : Z, fold_left (fun s a => (s + Z.abs a)%Z) w s ./ D == s ./ D + sum_abs W).
  { induction H as [|z q w W E _ IH]; intros s; simpl; [ring|]. rewrite IH, <- fraction_add.
    assert (F : fabs q == Z.abs z ./ D).
    { rewrite E. pose proof (abs_spec (z ./ D)) as A. destruct (Z.abs_spec z) as [[L ->]|[L ->]].
      - pose proof (fraction_sign (K := K) z D L). fra.
      - pose proof (fraction_sign' (K := K) z D ltac:(lia)). rewrite <- (Z.sub_0_l z), <- over_sub, fraction_zero.
        fra. }
    rewrite F. ring. }
  rewrite (G 0%Z), fraction_zero. ring.
Qed.

(** ** Bounds on the first pre-activations *)

Lemma between_multiples s S A B L (mu : K) : (A - Zpos L)%Z ./ L <= mu -> mu <= (B - Zpos L)%Z ./ L ->
  Z.min ((A - Zpos L) * s) ((B - Zpos L) * s) ./ (S * L) <= mu * (s ./ S) /\
  mu * (s ./ S) <= Z.max ((A - Zpos L) * s) ((B - Zpos L) * s) ./ (S * L).
Proof.
  intros H1 H2. rewrite over_min, over_max.
  assert (E : forall T, ((T - Zpos L) * s)%Z ./ (S * L) == ((T - Zpos L)%Z ./ L) * (s ./ S)).
  { intros T. rewrite fraction_mul, Pos.mul_comm. reflexivity. }
  pose proof (E A) as EA. pose proof (E B) as EB. generalize dependent (((A - Zpos L) * s)%Z ./ (S * L)).
  generalize dependent (((B - Zpos L) * s)%Z ./ (S * L)). intros p EB q EA.
  pose proof (min_spec q p). pose proof (max_spec q p).
  destruct (lt_le_dec (s ./ S) 0) as [N|N].
  - assert (P : p <= mu * (s ./ S) /\ mu * (s ./ S) <= q) by (rewrite EA, EB; split; fnra). fra.
  - assert (P : q <= mu * (s ./ S) /\ mu * (s ./ S) <= p) by (rewrite EA, EB; split; fnra). fra.
Qed.

Lemma first_bounds_hold l ns : layer_stands l ns -> forall D radius eta u h v p A B L mu r, 0 <= r ->
  r == radius ./ D -> stand D eta h -> stand (zden l * D) p (map (fun n => affine_form n u) ns) ->
  shifted mu r u h v -> (A - Zpos L)%Z ./ L <= mu -> mu <= (B - Zpos L)%Z ./ L ->
  holds (first_bounds p (map (fun r => zdot (fst r) eta 0) (zrows l))
      (map (fun r => (radius * weight_sum (fst r))%Z) (zrows l)) A B (Zpos L)) (zden l * D * L)
    (map (fun n => affine_form n v) ns).
Proof.
  intros St D radius eta u h v p A B L mu r R0 R He Hp Sh H1 H2. unfold layer_stands in St. revert p Hp.
  generalize dependent (zden l). intros S St.
  induction St as [|z n zs ns [W Bn] _ IH]; intros p Hp; cbn [map] in *; inversion Hp as [|c q p' ? Ec Hp']; subst;
    cbn [first_bounds]; constructor; [|apply IH, Hp']. cbn [fst snd].
  pose proof (shifted_dot mu r u h v R0 Sh (weights n)) as E. apply abs_le_condition in E.
  rewrite <- (weight_sum_value _ _ _ W), R, fraction_mul in E.
  pose proof (zdot_value S D _ _ W _ _ (stand_scale _ _ _ He)) as Eh.
  destruct (between_multiples (zdot (fst z) eta 0) (S * D) A B L mu H1 H2) as [M1 M2]. rewrite <- Eh in M1, M2.
  rewrite (Pos.mul_comm D S) in E. rewrite <- !fraction_add.
  assert (T : forall y : Z, (Zpos L * y)%Z ./ (S * D * L) == y ./ (S * D)).
  { intros y. rewrite (fraction_wide y (S * D) L), Z.mul_comm. reflexivity. }
  rewrite !T, <- over_sub, <- (fraction_add c), <- Ec. unfold affine_form. split; fra.
Qed.
End Sound.
