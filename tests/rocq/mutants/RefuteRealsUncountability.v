(** * Mutants of A4 over R: failing sets with as many changes as they can have

    A list of disjoint intervals, at whose two ends the failing sets differ, needs a cut in each.  The network with
    three neurons has four pieces, and fails or does not by turns twice on each of them. *)

From Coq Require Import ZArith QArith Qreals List Sorted Lia.
From Coq Require Import Raxioms RIneq Rbasic_fun Rfunctions Lra.
From Barriers Require Import OrderedFields Archimedean RealField.
From Barriers Require Import Networks Alternation Classification Instability Uncountability Reals RealsUncountability.
From Mutants Require Import Verdicts RefuteReals AnyLevelUncountability.
Import ListNotations.
Open Scope R_scope.

(** ** Labels *)

Lemma ceiling_is x z : IZR z - 1 < x <= IZR z -> Reals.ceiling x = z.
Proof.
  intros [L U]. destruct (Reals.ceiling_least x) as [A B].
  assert (z - 1 < Reals.ceiling x)%Z by (apply lt_IZR; rewrite minus_IZR; lra).
  assert (Reals.ceiling x < z + 1)%Z by (apply lt_IZR; rewrite plus_IZR; lra). lia.
Qed.

(** a/x is above z - 1, and at most z. *)
Lemma f_is a x p z l : (z mod 2 = l)%Z -> 0 < x -> (IZR z - 1) * x < a <= IZR z * x -> Reals.f a (x :: p) = IZR l.
Proof.
  intros <- X [L U]. unfold Reals.f. simpl. destruct (Rle_dec x 0); [lra |]. f_equal. f_equal. apply ceiling_is.
  assert (E : a / x * x = a) by (field; lra). split.
  - apply (Rmult_lt_reg_r x); [exact X | lra].
  - apply (Rmult_le_reg_r x); [exact X | lra].
Qed.
Lemma f_at_0 a x p : x <= 0 -> Reals.f a (x :: p) = 0.
Proof. intros H. unfold Reals.f. simpl. destruct (Rle_dec x 0); [reflexivity | lra]. Qed.

(** ** Where a network fails *)

Lemma wrong_at g phi a p l : Reals.f a p = l -> g (Reals.value phi p) <= l - 1 / 2 \/ l + 1 / 2 <= g (Reals.value phi
  p) ->
  Reals.fails g phi a p = true.
Proof.
  intros E H. unfold Reals.fails. rewrite E. destruct (Rle_dec _ _) as [| N]; [reflexivity | exfalso; apply N].
  unfold Rabs. destruct (Rcase_abs _); lra.
Qed.
Lemma right_at g phi a p l : Reals.f a p = l -> l - 1 / 2 < g (Reals.value phi p) < l + 1 / 2 ->
  Reals.fails g phi a p = false.
Proof.
  intros E H. unfold Reals.fails. rewrite E. destruct (Rle_dec _ _) as [N |]; [exfalso | reflexivity].
  unfold Rabs in N. destruct (Rcase_abs _); lra.
Qed.

(** ** Networks *)

Definition neuron_at (u v b : R) : neuron R_field := @Networks.Build_neuron R_field [u; v] b.
Definition one_layer (l : list (neuron R_field)) (w : list R) (b : R) : Reals.network :=
  @Networks.Build_network R_field [l] (@Networks.Build_neuron R_field w b).

(** The zigzag as a function of u. *)
Definition turns (u : R) : R := 2 * Rmax 0 (u - 2) - 2 * Rmax 0 (4 - u) + 3 * Rmax 0 (6 - u) - 9.
Ltac by_cases := unfold Rmax; repeat destruct (Rle_dec _ _); Lra.lra.
Lemma turns_1 u : u <= 2 -> turns u = 1 - u. Proof. intros. unfold turns. by_cases. Qed.
Lemma turns_2 u : 2 <= u <= 4 -> turns u = u - 3. Proof. intros. unfold turns. by_cases. Qed.
Lemma turns_3 u : 4 <= u <= 6 -> turns u = 5 - u. Proof. intros. unfold turns. by_cases. Qed.
Lemma turns_4 u : 6 <= u -> turns u = 2 * u - 13. Proof. intros. unfold turns. by_cases. Qed.

(** 1, -1, 1, -1, 1 at u = 0, 2, 4, 6, 7, where u = c x + e. *)
Definition zigzag (c e : R) : Reals.network :=
  one_layer [neuron_at c 0 (e - 2); neuron_at (- c) 0 (4 - e); neuron_at (- c) 0 (6 - e)] [2; -2; 3] (-9).
Lemma zigzag_is c e : NN 2 [3%nat] (zigzag c e).
Proof. repeat split; repeat constructor. discriminate. Qed.
Lemma zigzag_value c e x y : Reals.value (zigzag c e) [x; y] = turns (c * x + e).
Proof.
  unfold turns, Reals.value, zigzag, one_layer, neuron_at. simpl. unfold relu.
  replace (c * x + (0 * y + 0) + (e - 2)) with (c * x + e - 2) by ring.
  replace (- c * x + (0 * y + 0) + (4 - e)) with (4 - (c * x + e)) by ring.
  replace (- c * x + (0 * y + 0) + (6 - e)) with (6 - (c * x + e)) by ring. ring.
Qed.

(** One neuron. *)
Definition single (c d b e : R) : Reals.network := one_layer [neuron_at c d b] [1] e.
Lemma single_is c d b e : NN 2 [1%nat] (single c d b e).
Proof. repeat split; repeat constructor. discriminate. Qed.
Lemma single_value c d b e x y : Reals.value (single c d b e) [x; y] = Rmax 0 (c * x + d * y + b) + e.
Proof.
  unfold Reals.value, single, one_layer, neuron_at. simpl. unfold relu.
  replace (c * x + (d * y + 0) + b) with (c * x + d * y + b) by ring. ring.
Qed.

(** ** Of disjoint intervals, one is free of cuts if the cuts are fewer *)

Fixpoint apart (lo : R) (l : list (R * R)) : Prop :=
  match l with [] => True | (u, v) :: l => lo < u /\ u <= v /\ apart v l end.
Lemma apart_later lo l p : apart lo l -> In p l -> lo < fst p.
Proof.
  revert lo. induction l as [| [u v] l IH]; intros lo A; [contradiction |]. destruct A as (L & U & A).
  intros [<- | I]; [exact L |]. specialize (IH v A I). lra.
Qed.
Lemma cut_or_not (cuts : list R) u v : (exists z, In z cuts /\ u <= z <= v) \/ forall z, In z cuts -> z < u \/ v < z.
Proof.
  induction cuts as [| y cuts [(z & I & Z) | IH]]; [right; contradiction | left; exists z; split; [right |];
    assumption |].
  destruct (Rlt_le_dec y u), (Rlt_le_dec v y); try (right; intros z [<- | I]; [lra | apply IH, I]).
  left. exists y. split; [left; reflexivity | lra].
Qed.
Lemma free_of_cuts l : forall (cuts : list R) lo, apart lo l -> (length cuts < length l)%nat ->
  exists p, In p l /\ forall z, In z cuts -> z < fst p \/ snd p < z.
Proof.
  induction l as [| [u v] l IH]; intros cuts lo A L; [simpl in L; lia |]. destruct A as (L1 & L2 & A).
  destruct (cut_or_not cuts u v) as [(z & I & Z) | F]; [| exists (u, v); split; [left; reflexivity | exact F]].
  destruct (in_split z cuts I) as (c1 & c2 & ->). rewrite app_length in L. simpl in L.
  destruct (IH (c1 ++ c2) v A) as (p & P & F); [rewrite app_length; lia |]. exists p. split; [right; exact P |].
  intros y Y. apply in_app_or in Y. destruct Y as [Y | [<- | Y]].
  - apply F, in_or_app. left. exact Y.
  - left. pose proof (apart_later v l p A P). lra.
  - apply F, in_or_app. right. exact Y.
Qed.

(** Close to z on either side there is no cut but, perhaps, z. *)
Lemma no_cut_after (cuts : list R) z e : 0 < e ->
  exists t, z < t < z + e /\ forall y, In y cuts -> y <= z \/ t < y.
Proof.
  intros E. induction cuts as [| y cuts (t & T & F)]; [exists (z + e / 2); split; [lra | contradiction] |].
  destruct (Rlt_le_dec z y) as [L | L].
  - exists (Rmin t ((z + y) / 2)). unfold Rmin. destruct (Rle_dec _ _); (split; [lra |]); intros x [<- | I];
      try lra; destruct (F x I); lra.
  - exists t. split; [exact T |]. intros x [<- | I]; [lra | apply F, I].
Qed.
Lemma no_cut_before (cuts : list R) z e : 0 < e ->
  exists t, z - e < t < z /\ forall y, In y cuts -> y < t \/ z <= y.
Proof.
  intros E. destruct (no_cut_after (map Ropp cuts) (- z) e E) as (t & T & F). exists (- t). split; [lra |].
  intros y Y. destruct (F (- y)); [apply in_map, Y | lra | lra].
Qed.

(** ** A4_intervals *)

(** 1 at five numbers, and 0 elsewhere: it is not monotone. *)
Definition at_five (y : R) : R := if in_dec Req_EM_T y [1; 2; 3; 4; 5] then 1 else 0.
Lemma at_five_1 y : In y [1; 2; 3; 4; 5] -> at_five y = 1.
Proof. intros H. unfold at_five. destruct (in_dec _ _ _); [reflexivity | contradiction]. Qed.
Lemma at_five_0 y : y <> 1 -> y <> 2 -> y <> 3 -> y <> 4 -> y <> 5 -> at_five y = 0.
Proof. intros. unfold at_five. destruct (in_dec _ _ _) as [I |]; [simpl in I; intuition lra | reflexivity]. Qed.

(** The points of k: x is the first coordinate of x^k. *)
Lemma point_is a t k x : a = x * (INR k + 3 / 4) -> Reals.p_point 2 a t k = [x + t; 0].
Proof.
  intros ->. unfold Reals.p_point. simpl. pose proof (pos_INR k). do 2 f_equal. field. lra.
Qed.

(** The point where c x + e = u. *)
Lemma zigzag_at c e a k x u : c <> 0 -> a = x * (INR k + 3 / 4) ->
  Reals.p_point 2 a ((u - e) / c - x) k = [(u - e) / c; 0] /\ Reals.value (zigzag c e) [(u - e) / c; 0] = turns u.
Proof.
  intros C A. rewrite (point_is _ _ _ x A). split; [f_equal; ring |]. rewrite zigzag_value. f_equal. field. exact C.
Qed.

(** Fewer than m cuts do not serve on [lo, hi]. *)
Definition needs_cuts (g : R -> R) (phi : Reals.network) (a : R) (k m : nat) (lo hi : R) : Prop :=
  forall cuts, (length cuts < m)%nat -> exists t t', lo <= t /\ t <= t' /\ t' <= hi /\
    (forall z, In z cuts -> z < t \/ t' < z) /\
    Reals.fails g phi a (Reals.p_point 2 a t k) <> Reals.fails g phi a (Reals.p_point 2 a t' k).
Lemma by_pairs g phi a k lo hi l : apart (lo - 1) l ->
  Forall (fun p => lo <= fst p /\ fst p <= snd p /\ snd p <= hi /\
    Reals.fails g phi a (Reals.p_point 2 a (fst p) k) <> Reals.fails g phi a (Reals.p_point 2 a (snd p) k)) l ->
  needs_cuts g phi a k (length l) lo hi.
Proof.
  intros A F cuts L. destruct (free_of_cuts l cuts _ A L) as (p & I & C). rewrite Forall_forall in F.
  destruct (F p I) as (F1 & F2 & F3 & D). exists (fst p), (snd p). auto.
Qed.
(** Around x^1 = 4/7, eight times for three neurons: x = 4/7 + t is where u = 112 x - 60. *)
Definition where_u (x c e : R) (us : list (R * R)) : list (R * R) :=
  map (fun p => ((fst p - e) / c - x, (snd p - e) / c - x)) us.
Definition eight : list (R * R) :=
  [(1 / 4, 3 / 4); (5 / 4, 7 / 4); (9 / 4, 11 / 4); (13 / 4, 15 / 4); (17 / 4, 19 / 4); (21 / 4, 23 / 4);
   (49 / 8, 51 / 8); (53 / 8, 55 / 8)].
Ltac label_is z :=
  let l := eval vm_compute in (z mod 2)%Z in apply (f_is _ _ _ z l eq_refl); [Lra.lra | split; Lra.lra].
Ltac turns_is :=
  first [rewrite turns_1 by Lra.lra | rewrite turns_2 by Lra.lra | rewrite turns_3 by Lra.lra | rewrite turns_4 by
    Lra.lra].
(** At which u the zigzag fails, by trying the labels of 2, 1 and 3. *)
Ltac fails_at c e a k x u E :=
  let P := fresh "P" in let V := fresh "V" in let F := fresh "F" in
  destruct (zigzag_at c e a k x u ltac:(Lra.lra) ltac:(simpl INR; Lra.lra)) as [P V];
  let with_label z :=
    (let l := eval vm_compute in (z mod 2)%Z in
     assert (F : Reals.f a [(u - e) / c; 0] = IZR l) by label_is z;
     first
       [ assert (E : Reals.fails (fun y => y) (zigzag c e) a (Reals.p_point 2 a ((u - e) / c - x) k) = true)
           by (rewrite P; apply (wrong_at _ _ _ _ _ F); rewrite V; turns_is; first [left; Lra.lra | right; Lra.lra])
       | assert (E : Reals.fails (fun y => y) (zigzag c e) a (Reals.p_point 2 a ((u - e) / c - x) k) = false)
           by (rewrite P; apply (right_at _ _ _ _ _ F); rewrite V; turns_is; split; Lra.lra) ]) in
  first [with_label 2%Z | with_label 1%Z | with_label 3%Z].
Ltac differ :=
  lazymatch goal with
  | |- Reals.fails _ (zigzag ?c ?e) ?a (Reals.p_point 2 _ ((?u - _) / _ - ?x) ?k) <>
       Reals.fails _ _ _ (Reals.p_point 2 _ ((?u' - _) / _ - _) _) =>
      let E := fresh "E" in let E' := fresh "E'" in
      fails_at c e a k x u E; fails_at c e a k x u' E'; rewrite E, E'; discriminate
  end.
Ltac pairs l :=
  apply (by_pairs _ _ _ _ _ _ l); [simpl; repeat split; Lra.lra |]; cbv [where_u eight map app fst snd];
  repeat (apply Forall_cons; [cbv beta iota; do 3 (split; [Lra.lra |]); differ |]);
  apply Forall_nil.

Lemma eight_changes : needs_cuts (fun y => y) (zigzag 112 (-60)) 1 1 8 (- (1 / 28)) (1 / 28).
Proof. pairs (where_u (4 / 7) 112 (-60) eight). Qed.

(** For a = 1/3 the label changes at u = 0, where x = 1/6. *)
Lemma nine_changes_left : needs_cuts (fun y => y) (zigzag (588 / 5) (- (98 / 5))) (1 / 3) 1 9 (- (1 / 28)) (1 / 28).
Proof. pairs (where_u (4 / 21) (588 / 5) (- (98 / 5)) ((- (1 / 4), 0) :: eight)). Qed.
(** For large t it changes at u = 7, where x = 1. *)
Lemma nine_changes_right : needs_cuts (fun y => y) (zigzag 15 (-8)) 1 1 9 (- (1 / 28)) (3 / 7).
Proof. pairs (where_u (4 / 7) 15 (-8) (eight ++ [(69 / 10, 7)])). Qed.
(** Around x^0 = 4/3. *)
Lemma one_change_at_0 : needs_cuts (fun y => y) (zigzag 12 (-9)) 1 0 1 (- (1 / 6)) (1 / 6).
Proof. pairs (where_u (4 / 3) 12 (-9) [(6, 7)]). Qed.

(** The constant 0. *)
Definition zero : Reals.network := single 0 0 0 0.
Lemma zero_fails a k x z : 0 < a -> (1 <= z)%Z -> a = x * (INR k + 3 / 4) ->
  Reals.fails (fun y => y) zero a (Reals.p_point 2 a (a / (IZR z - 1 / 2) - x) k) = Z.odd z.
Proof.
  intros A Z X. apply IZR_le in Z. rewrite (point_is _ _ _ x X). set (y := x + (a / (IZR z - 1 / 2) - x)).
  assert (Y : y * (IZR z - 1 / 2) = a) by (unfold y; field; Lra.lra).
  assert (Y0 : 0 < y) by (apply (Rmult_lt_reg_r (IZR z - 1 / 2)); Lra.lra). clearbody y.
  pose proof (f_is a y [0] z _ eq_refl Y0 ltac:(split; Lra.lra)) as F. rewrite Zmod_odd in F.
  assert (V : Reals.value zero [y; 0] = 0) by (unfold zero; rewrite single_value; by_cases).
  destruct (Z.odd z); [apply (wrong_at _ _ _ _ _ F) | apply (right_at _ _ _ _ _ F)]; rewrite V; [left | split]; Lra.lra.
Qed.
(** x = a/(z - 1/2) for z = 13, 12, and so on down to 4. *)
Definition where_z (a x : R) : list (R * R) :=
  map (fun z => (a / (IZR (z + 1) - 1 / 2) - x, a / (IZR z - 1 / 2) - x)) [12; 10; 8; 6; 4]%Z.
Lemma labels_alternate a k x lo hi : 0 < a -> a = x * (INR k + 3 / 4) -> lo <= a / (IZR 13 - 1 / 2) - x ->
  a / (IZR 4 - 1 / 2) - x <= hi -> needs_cuts (fun y => y) zero a k 5 lo hi.
Proof.
  intros A X L U. apply (by_pairs _ _ _ _ _ _ (where_z a x)).
  - simpl. repeat split; Lra.lra.
  - assert (B : Forall (fun z => (4 <= z <= 12)%Z /\ Z.odd (z + 1) <> Z.odd z) [12; 10; 8; 6; 4]%Z)
      by (repeat constructor; discriminate).
    apply Forall_map. revert B. apply Forall_impl. intros z [B O]. simpl fst. simpl snd.
    rewrite (zero_fails a k x (z + 1)), (zero_fails a k x z) by (assumption || lia).
    assert (Z : 4 <= IZR z <= 12) by (split; apply IZR_le; lia). rewrite plus_IZR.
    assert (M : forall u v, 0 < u -> u <= v -> a / v <= a / u).
    { intros u v Hu Hv. apply Rmult_le_compat_l; [Lra.lra |]. apply Rinv_le_contravar; Lra.lra. }
    pose proof (M (IZR z + 1 - 1 / 2) (IZR 13 - 1 / 2) ltac:(Lra.lra) ltac:(Lra.lra)).
    pose proof (M (IZR 4 - 1 / 2) (IZR z - 1 / 2) ltac:(Lra.lra) ltac:(Lra.lra)).
    pose proof (M (IZR z - 1 / 2) (IZR z + 1 - 1 / 2) ltac:(Lra.lra) ltac:(Lra.lra)).
    repeat (split; [Lra.lra |]). exact O.
Qed.
Lemma labels_alternate_near_0 : needs_cuts (fun y => y) zero (1 / 100) 1 5 (- (1 / 28)) (1 / 28).
Proof. apply (labels_alternate _ _ (1 / 175)); simpl INR; Lra.lra. Qed.
Lemma labels_alternate_to_0 : needs_cuts (fun y => y) zero 1 1 5 (- (4 / 7)) (1 / 28).
Proof. apply (labels_alternate _ _ (4 / 7)); simpl INR; Lra.lra. Qed.

(** The neuron u = 112 x - 60, and a function that is not monotone. *)
Lemma five_points u : 0 <= u <= 8 -> let c := Reals.fails at_five (single 112 0 (-60) 0) 1 (Reals.p_point 2 1 ((u +
  60) / 112 - 4 / 7) 1) in
  (In u [1; 2; 3; 4; 5] -> c = true) /\ (~ In u [1; 2; 3; 4; 5] -> c = false).
Proof.
  intros U c. unfold c. rewrite (point_is _ _ _ (4 / 7)) by (simpl INR; Lra.lra).
  assert (V : Reals.value (single 112 0 (-60) 0) [4 / 7 + ((u + 60) / 112 - 4 / 7); 0] = u) by (rewrite single_value;
    by_cases).
  assert (L : Reals.f 1 [4 / 7 + ((u + 60) / 112 - 4 / 7); 0] = 0) by (apply (f_is _ _ _ 2 0 eq_refl); [Lra.lra |
    split; Lra.lra]).
  split; intros I; [apply (wrong_at _ _ _ _ 0 L) | apply (right_at _ _ _ _ 0 L)]; rewrite V; unfold at_five;
    destruct (in_dec _ _ _); try contradiction; Lra.lra.
Qed.
Lemma five_changes : needs_cuts at_five (single 112 0 (-60) 0) 1 1 5 (- (1 / 28)) (1 / 28).
Proof.
  change 5%nat with (length (map (fun i => ((i - 1 / 2 + 60) / 112 - 4 / 7, (i + 60) / 112 - 4 / 7)) [1; 2; 3; 4; 5])).
  apply by_pairs; [simpl; repeat split; Lra.lra |].
  assert (F : forall i, In i [1; 2; 3; 4; 5] -> 1 <= i <= 5 /\ ~ In (i - 1 / 2) [1; 2; 3; 4; 5]).
  { simpl. intros i I. split; [| intros J]; intuition Lra.lra. }
  apply Forall_map, Forall_forall. intros i I. destruct (F i I) as [B N]. simpl fst. simpl snd.
  do 3 (split; [Lra.lra |]). rewrite (proj1 (five_points i ltac:(Lra.lra)) I).
  rewrite (proj2 (five_points (i - 1 / 2) ltac:(Lra.lra)) N). discriminate.
Qed.

(** The zigzag is 1/2 at u = 1/2, where it fails, and less beyond; it is -1/2 at u = 3/2, and more before. *)
Lemma zigzag_right u : 1 / 2 < u < 3 / 2 ->
  Reals.fails (fun y => y) (zigzag 112 (-60)) 1 (Reals.p_point 2 1 ((u - -60) / 112 - 4 / 7) 1) = false.
Proof.
  intros U. destruct (zigzag_at 112 (-60) 1 1 (4 / 7) u) as [P V]; [Lra.lra | simpl INR; Lra.lra |]. rewrite P.
  apply (right_at _ _ _ _ 0); [label_is 2%Z |]. rewrite V, turns_1; Lra.lra.
Qed.
Lemma zigzag_wrong u : u = 1 / 2 \/ u = 3 / 2 ->
  Reals.fails (fun y => y) (zigzag 112 (-60)) 1 (Reals.p_point 2 1 ((u - -60) / 112 - 4 / 7) 1) = true.
Proof.
  intros U. destruct (zigzag_at 112 (-60) 1 1 (4 / 7) u) as [P V]; [Lra.lra | simpl INR; Lra.lra |]. rewrite P.
  apply (wrong_at _ _ _ _ 0); [destruct U; label_is 2%Z |]. rewrite V, turns_1; Lra.lra.
Qed.

Lemma change_after (cuts : list R) : exists t t', - (1 / 28) <= t /\ t <= t' /\ t' <= 1 / 28 /\
  (forall z, In z cuts -> z <= t \/ t' < z) /\
  Reals.fails (fun y => y) (zigzag 112 (-60)) 1 (Reals.p_point 2 1 t 1) <>
  Reals.fails (fun y => y) (zigzag 112 (-60)) 1 (Reals.p_point 2 1 t' 1).
Proof.
  destruct (no_cut_after cuts ((1 / 2 - -60) / 112 - 4 / 7) (1 / 112)) as (t & T & C); [Lra.lra |].
  exists ((1 / 2 - -60) / 112 - 4 / 7), t. do 3 (split; [Lra.lra |]). split; [exact C |].
  rewrite (zigzag_wrong (1 / 2)) by (left; reflexivity).
  replace t with ((112 * (t + 4 / 7) - 60 - -60) / 112 - 4 / 7) by field. rewrite zigzag_right by Lra.lra. discriminate.
Qed.
Lemma change_before (cuts : list R) : exists t t', - (1 / 28) <= t /\ t <= t' /\ t' <= 1 / 28 /\
  (forall z, In z cuts -> z < t \/ t' <= z) /\
  Reals.fails (fun y => y) (zigzag 112 (-60)) 1 (Reals.p_point 2 1 t 1) <>
  Reals.fails (fun y => y) (zigzag 112 (-60)) 1 (Reals.p_point 2 1 t' 1).
Proof.
  destruct (no_cut_before cuts ((3 / 2 - -60) / 112 - 4 / 7) (1 / 112)) as (t & T & C); [Lra.lra |].
  exists t, ((3 / 2 - -60) / 112 - 4 / 7). do 3 (split; [Lra.lra |]). split; [exact C |].
  rewrite (zigzag_wrong (3 / 2)) by (right; reflexivity).
  replace t with ((112 * (t + 4 / 7) - 60 - -60) / 112 - 4 / 7) by field. rewrite zigzag_right by Lra.lra. discriminate.
Qed.

Ltac granted :=
  first [ assumption | apply zigzag_is | apply single_is | exact same_monotone | rewrite ?eps_0, ?eps_1; Lra.lra | lia
        | rewrite ?eps_0, ?eps_1; split; Lra.lra ].
(** Whatever the cuts are, the failing set changes where there is none. *)
Ltac in_vain m changes :=
  let t := fresh "t" in let t' := fresh "t'" in let T := fresh "T" in let T' := fresh "T'" in let U := fresh "U" in
  let C := fresh "C" in let D := fresh "D" in
  destruct changes as (t & t' & T & U & T' & C & D);
  first
    [ apply D; apply m; first [granted | exists (t' + 1); intros; right; Lra.lra]
    | let z := fresh "z" in destruct U as [U | U]; [| subst; apply D; reflexivity];
      apply not_eq_sym in D; apply D; apply m;
      first [granted | intros z _; destruct (Rlt_le_dec z t'); [left | right]; Lra.lra] ].
Ltac refute_RealsUncountability_A4_intervals m :=
  let cuts := fresh "cuts" in let L := fresh "L" in
  let at_ N phi g a n := (specialize (m 2%nat N phi g a n); met_by ltac:(fun _ => granted) m) in
  let served N phi g a n := (at_ N phi g a n; destruct m as (cuts & L & m)) in
  let too_many N phi g a n changes :=
    (served N phi g a n; in_vain m (changes cuts ltac:(rewrite L; simpl; lia))) in
  first
    [ at_ [1%nat] zero (fun y : R => y) 1 1%nat; destruct (m nil) as (L & _); discriminate L
    | too_many [3%nat] (zigzag 112 (-60)) (fun y : R => y) 1 1%nat eight_changes
    | too_many [1%nat] (zigzag 112 (-60)) (fun y : R => y) 1 1%nat eight_changes
    | served [3%nat] (zigzag 112 (-60)) (fun y : R => y) 1 1%nat; in_vain m (change_after cuts)
    | served [3%nat] (zigzag 112 (-60)) (fun y : R => y) 1 1%nat; in_vain m (change_before cuts)
    | too_many [3%nat] (zigzag 12 (-9)) (fun y : R => y) 1 0%nat one_change_at_0
    | too_many [3%nat] (zigzag (588 / 5) (- (98 / 5))) (fun y : R => y) (1 / 3) 1%nat nine_changes_left
    | too_many [3%nat] (zigzag 15 (-8)) (fun y : R => y) 1 1%nat nine_changes_right
    | too_many [1%nat] zero (fun y : R => y) (1 / 100) 1%nat labels_alternate_near_0
    | too_many [1%nat] zero (fun y : R => y) 1 1%nat labels_alternate_to_0
    | too_many [1%nat] (single 112 0 (-60) 0) at_five 1 1%nat five_changes
    | served [1%nat] zero (fun y : R => y) 1 1%nat;
      let t := fresh "t" in let T := fresh "T" in let Z := fresh "Z" in
      destruct (no_cut cuts (- Reals.eps 1) (Reals.eps 1)) as (t & T & Z); [rewrite eps_1; Lra.lra |];
      apply (m t t ltac:(Lra.lra) ltac:(Lra.lra) ltac:(Lra.lra) Z 1%nat ltac:(lia)); reflexivity ].

(** For larger a the labels do not change either. *)
Theorem intervals_above d N (phi : Reals.network) g a n : NN d N phi -> Reals.monotone g -> 1 / 2 <= a ->
  exists cuts, length cuts = (n * (2 * P N))%nat /\
    forall t t', - Reals.eps n <= t -> t <= t' -> t' <= Reals.eps n -> (forall z, In z cuts -> z < t \/ t' < z) ->
      forall k, (1 <= k <= n)%nat ->
        Reals.fails g phi a (Reals.p_point d a t k) = Reals.fails g phi a (Reals.p_point d a t' k).
Proof.
  intros H Hg Ha.
  assert (Few : forall k ts, (k <= n)%nat -> StronglySorted Rle ts -> Forall (fun t => Rabs t <= Reals.eps n) ts ->
    (changes (map (fun t => Reals.fails g phi a (Reals.p_point d a t k)) ts) <= 2 * P N)%nat).
  { words. intros k ts. apply (@few_changes_above R_archimedean d N phi g a n k ts H Hg).
    change (@of_Q R_field (1 # 2) <= a). rewrite of_Q_real. unfold Q2R. simpl. Lra.lra. }
  assert (Pos : 0 < Reals.eps n) by (words; exact (@Classification.eps_pos R_archimedean n)).
  assert (G : forall m, (m <= n)%nat -> exists cuts, length cuts = (m * (2 * P N))%nat /\
    forall t t', - Reals.eps n <= t -> t <= t' -> t' <= Reals.eps n -> (forall z, In z cuts -> z < t \/ t' < z) ->
      forall k, (1 <= k <= m)%nat ->
        Reals.fails g phi a (Reals.p_point d a t k) = Reals.fails g phi a (Reals.p_point d a t' k)).
  { induction m as [| m IH]; intros Hm; [exists []; split; [reflexivity | lia] |].
    destruct (IH ltac:(lia)) as (cuts & L & C).
    destruct (constant_between (fun t => Reals.fails g phi a (Reals.p_point d a t (S m))) (2 * P N) (- Reals.eps n)
      (Reals.eps n) ltac:(Lra.lra)) as (more & L' & C').
    { intros us S F. apply Few; [lia | exact S |]. revert F. apply Forall_impl. intros u U. apply Rabs_le. Lra.lra. }
    exists (more ++ cuts). split; [rewrite app_length; lia |]. intros t t' T0 T1 T2 Away k Hk.
    destruct (Nat.eq_dec k (S m)) as [-> | Ne].
    - apply C'; auto. intros z Z. apply Away, in_or_app. left. exact Z.
    - apply C; auto; [| lia]. intros z Z. apply Away, in_or_app. right. exact Z. }
  exact (G n (le_n n)).
Qed.

(** More cuts than are needed do no harm. *)
Ltac prove_RealsUncountability_A4_intervals :=
  let from_theorem d N phi g a n more :=
    (let cuts := fresh "cuts" in let L := fresh in let C := fresh in
     destruct (intervals_above d N phi g a n) as (cuts & L & C); [given | given | given |];
     exists (cuts ++ repeat 0 more); split;
     [ rewrite app_length, repeat_length, L; lia
     | intros; eapply C; try given; intros; match goal with H : _ |- _ => apply H, in_or_app; left; assumption end ]) in
  first
    [ exists 0%nat, nil, none, (fun y => y), 0, 0%nat;
      intros; exfalso; Lra.lra
    | intros; exfalso; Lra.lra
    | intros d N phi g a n; intros;
      first [from_theorem d N phi g a n 0%nat | from_theorem d N phi g a n 1%nat
            | from_theorem d N phi g a n (n * P N)%nat] ].

(** ** A4_uncountable: the points z^k + eta_{s,t} *)

Lemma f_x_point a k x : 0 < x -> a = x * (INR k + 3 / 4) -> Reals.f a [x; 0] = Reals.label k.
Proof.
  intros X ->. rewrite (f_is _ x [0] (Z.of_nat (S k)) (Z.of_nat (S k) mod 2) eq_refl X).
  - unfold Reals.label. destruct (Nat.even k) eqn:E; [apply Nat.even_spec in E | rewrite <- Nat.negb_odd in E;
      apply Bool.negb_false_iff, Nat.odd_spec in E]; destruct E as [i ->].
    + replace (Z.of_nat (S (2 * i))) with (1 + Z.of_nat i * 2)%Z by lia. rewrite Z_mod_plus_full. reflexivity.
    + replace (Z.of_nat (S (2 * i + 1))) with (0 + Z.of_nat (S i) * 2)%Z by lia. rewrite Z_mod_plus_full. reflexivity.
  - rewrite <- INR_IZR_INZ, S_INR. split; nra.
Qed.
Lemma z_first a delta k x : a = x * (INR k + 3 / 4) -> nth 0 (Reals.z_point 2 a delta k) 0 = x.
Proof. intros ->. simpl. pose proof (pos_INR k). field. Lra.lra. Qed.
Lemma perturbed a delta k s t x : 0 < x -> a = x * (INR k + 3 / 4) ->
  Reals.add (Reals.z_point 2 a delta k) (Reals.eta 2 delta s t) = [x + t; delta * Reals.label k - s * delta].
Proof.
  intros X A. assert (E : a / (INR k + 3 / 4) = x) by (rewrite A; pose proof (pos_INR k); field; Lra.lra).
  unfold Reals.z_point, Reals.x_point, Reals.eta. simpl. rewrite E, (f_x_point a k x X A). reflexivity.
Qed.

(** Where phi is right, k is not counted. *)
Lemma not_counted (A : nat -> bool) g phi a a_0 delta s t r k x : 0 < x -> a_0 = x * (INR k + 3 / 4) -> - r <= t <= r ->
  (forall p, Rabs (nth 0 p 0 - nth 0 (Reals.z_point 2 a_0 delta k) 0) <= r -> Reals.f a p = Reals.label k) ->
  (A k = true -> Reals.fails g phi a (Reals.add (Reals.z_point 2 a_0 delta k) (Reals.eta 2 delta s t)) = true) ->
  Reals.label k - 1 / 2 < g (Reals.value phi [x + t; delta * Reals.label k - s * delta]) < Reals.label k + 1 / 2 ->
  A k = false.
Proof.
  intros X E T L F V. destruct (A k); [exfalso | reflexivity]. specialize (F eq_refl).
  rewrite (perturbed _ _ _ _ _ x X E) in F. rewrite (right_at _ _ _ _ (Reals.label k)) in F; [discriminate F | | exact
    V].
  apply L. rewrite (z_first _ _ _ x E). simpl. apply Rabs_le. Lra.lra.
Qed.

(** ** Networks of one or three neurons *)

(** Right at x^1, ..., x^5 for a = 1. *)
Definition right_at_5 : Reals.network :=
  one_layer [neuron_at 1 0 (- (4 / 19)); neuron_at 1 0 (- (4 / 15)); neuron_at (-1) 0 (4 / 11)] [-14; 10; -9] 2.
(** Of the second coordinate: itself, if it is positive; 1 more than it, up to 1; 0, 1, 0, 1 at -2, -1, 0, 1. *)
Definition second : Reals.network := single 0 1 0 0.
Definition one_more : Reals.network := one_layer [neuron_at 0 (-1) 0] [-1] 1.
Definition second_zigzag : Reals.network :=
  one_layer [neuron_at 0 1 0; neuron_at 0 (-1) 0; neuron_at 0 (-1) (-1)] [1; 1; -2] 0.
(** The second coordinate decides where it is 1 or -1; where it is 0 the first one does, between x^6 and x^5. *)
Definition both : Reals.network := single (-1) 1 2 (16 / 100 - 3 / 2).
Definition first_one : Reals.network := single 1 0 0 0.
Definition five : Reals.network := single 0 0 0 5.

Ltac shaped := lazymatch goal with |- NN _ _ _ => solve [repeat split; repeat constructor; discriminate] end.

Definition step (y : R) : R := if Rlt_le_dec y (1 / 2) then 0 else 1.
Lemma step_rises : Reals.monotone step.
Proof.
  left. intros u v L. unfold step. destruct (Rlt_le_dec u _), (Rlt_le_dec v _); Lra.lra.
Qed.
(** Not monotone: f_1 as a function of one number. *)
Definition f_1 (y : R) : R := Reals.f 1 [y].

Lemma five_value p : Reals.value five p = 5.
Proof.
  unfold five, single, one_layer, neuron_at, Reals.value. destruct p as [| x [| y p]]; simpl; unfold relu;
    rewrite ?Rmult_0_l, ?Rplus_0_r, Rmax_left by Lra.lra; Lra.lra.
Qed.
Lemma five_fails a p : Reals.fails (fun y => y) five a p = true.
Proof.
  assert (F : Reals.f a p = 0 \/ Reals.f a p = 1).
  { unfold Reals.f. destruct (Rle_dec _ _); [left; reflexivity |].
    set (c := Reals.ceiling _). pose proof (Z.mod_pos_bound c 2 eq_refl) as B.
    assert (C : (c mod 2 = 0 \/ c mod 2 = 1)%Z) by lia.
    destruct C as [-> | ->]; [left | right]; reflexivity. }
  destruct F as [F | F]; apply (wrong_at _ _ _ _ _ F); rewrite five_value; right; Lra.lra.
Qed.

(** ** A4_uncountable *)

Notation tiny := (1 / 1000000) (only parsing).
Lemma tiny_small n : (n <= 20)%nat -> tiny < Reals.eps n.
Proof.
  intros N. apply le_INR in N. replace (INR 20) with 20 in N by (simpl; Lra.lra). pose proof (pos_INR n).
  unfold Reals.eps, Rdiv. apply Rmult_lt_compat_l; [Lra.lra |]. apply Rinv_lt_contravar; nra.
Qed.
Lemma eps_2 : Reals.eps 2 = 1 / 66.
Proof. unfold Reals.eps. simpl. field. Qed.
Lemma first_one_value x y : 0 <= x -> Reals.value first_one [x; y] = x.
Proof. intros X. unfold first_one. rewrite single_value. by_cases. Qed.

Ltac permitted :=
  first [ assumption | shaped | exact same_monotone | exact step_rises | Lra.lra
        | apply tiny_small; lia | rewrite ?eps_0, ?eps_1, ?eps_2; Lra.lra ].

(** The label at p, whose first coordinate is x, is that of z, but it is said to be that of k; x_k is that of z^k. *)
Ltac contradicts L x_k :=
  let E := fresh "E" in
  lazymatch type of L with
  | ?A -> ?B =>
      assert (E : A);
      [ clear L;
        first [ lia
              | rewrite ?(z_first _ _ _ x_k) by (simpl INR; Lra.lra); simpl; rewrite ?Rmult_0_l; apply Rabs_le;
                Lra.lra ]
      | specialize (L E); contradicts L x_k ]
  | ~ _ => apply L; unfold Reals.label; simpl; Lra.lra
  | _ => unfold Reals.label in L; simpl in L; Lra.lra
  end.
Ltac wrong_label L a k x_k x p z :=
  let F := fresh "F" in let l := eval vm_compute in (z mod 2)%Z in
  assert (F : Reals.f a (x :: p) = IZR l) by (apply (f_is _ _ _ z l eq_refl); [Lra.lra | split; Lra.lra]);
  specialize (L k (x :: p)); rewrite F in L; contradicts L x_k.
Ltac label_at_0 L a k x_k :=
  let F := fresh "F" in assert (F : Reals.f a [0] = 0) by (apply f_at_0; Lra.lra);
  specialize (L k [0]); rewrite F in L; contradicts L x_k.
Ltac up_to a b tac := let h := fresh in destruct (Rlt_le_dec b a) as [h | h]; [| exfalso; tac ()].

(** phi is right at z^k + eta_{s,t} for a = 1 and small t. *)
Definition calm (g : R -> R) (phi : Reals.network) (delta s : R) (k : nat) : Prop :=
  forall t, - tiny <= t <= tiny ->
    Reals.label k - 1 / 2 < g (Reals.value phi [4 / IZR (Z.of_nat (4 * k + 3)) + t; delta * Reals.label k - s * delta])
      < Reals.label k + 1 / 2.
Lemma calm_not_counted (A : nat -> bool) g phi a delta s t n ks : Forall (calm g phi delta s) ks ->
  forallb (fun k => (1 <=? k)%nat && (k <=? n)%nat) ks = true -> - tiny <= t <= tiny ->
  (forall k p, (1 <= k <= n)%nat -> Rabs (nth 0 p 0 - nth 0 (Reals.z_point 2 1 delta k) 0) <= tiny ->
    Reals.f a p = Reals.label k) ->
  (forall k, (1 <= k <= n)%nat -> A k = true ->
    Reals.fails g phi a (Reals.add (Reals.z_point 2 1 delta k) (Reals.eta 2 delta s t)) = true) ->
  Forall (fun k => A k = false) ks.
Proof.
  intros C B T L F. rewrite forallb_forall in B. rewrite Forall_forall in C. apply Forall_forall. intros k K.
  specialize (B k K). apply andb_prop in B. destruct B as [B1 B2]. apply Nat.leb_le in B1, B2.
  assert (P : 0 < IZR (Z.of_nat (4 * k + 3))) by (apply IZR_lt; lia).
  apply (not_counted A g phi a 1 delta s t tiny k (4 / IZR (Z.of_nat (4 * k + 3)))).
  - apply Rdiv_lt_0_compat; Lra.lra.
  - rewrite <- INR_IZR_INZ in *. rewrite plus_INR, mult_INR in *. simpl in *. field. Lra.lra.
  - exact T.
  - intros p. apply L. lia.
  - apply F. lia.
  - apply (C k K t T).
Qed.

Ltac values :=
  let h := fresh in
  unfold Reals.value; simpl; unfold relu, step; try (destruct (Rlt_le_dec _ _) as [h | h]; revert h);
  unfold Rmax; repeat destruct (Rle_dec _ _); intros; split; Lra.lra.
Ltac all_calm tac := repeat (apply Forall_cons; [intros t T; unfold Reals.label; simpl Nat.even; simpl Z.of_nat; cbv
  iota; tac |]);
  apply Forall_nil.
Lemma right_at_5_calm s : Forall (calm (fun y => y) right_at_5 0 s) [1; 2; 3; 4; 5]%nat.
Proof. all_calm values. Qed.
Lemma zero_calm s : Forall (calm (fun y => y) zero 0 s) [1]%nat.
Proof. all_calm values. Qed.
Lemma second_calm : Forall (calm (fun y => y) second 1 0) [1; 2; 3; 4]%nat.
Proof. all_calm values. Qed.
Lemma one_more_calm : Forall (calm (fun y => y) one_more 1 1) [1; 2; 3; 4]%nat.
Proof. all_calm values. Qed.
Lemma second_zigzag_calm_0 : Forall (calm (fun y => y) second_zigzag 1 0) [1; 2; 3; 4; 5; 6]%nat.
Proof. all_calm values. Qed.
Lemma second_zigzag_calm_2 : Forall (calm (fun y => y) second_zigzag 1 2) [1; 2; 3; 4; 5; 6]%nat.
Proof. all_calm values. Qed.
Lemma both_calm_0 : Forall (calm step both 1 0) [1; 2; 3; 4; 5; 6; 8; 10]%nat.
Proof. all_calm values. Qed.
Lemma both_calm_1 : Forall (calm step both 1 1) [1; 3; 5; 6; 7; 8; 9; 10]%nat.
Proof. all_calm values. Qed.
Lemma f_1_right x k z l y : Reals.label k = IZR l -> (z mod 2 = l)%Z -> 0 < x -> (IZR z - 1) * x < 1 <= IZR z * x ->
  Reals.label k - 1 / 2 < f_1 (Reals.value first_one [x; y]) < Reals.label k + 1 / 2.
Proof.
  intros L Z X B. rewrite first_one_value by Lra.lra. unfold f_1. rewrite (f_is _ _ _ z l Z X B), L. Lra.lra.
Qed.
Lemma first_one_calm s : Forall (calm f_1 first_one 0 s) [1; 2; 3; 4]%nat.
Proof.
  assert (R : forall k z l, Reals.label k = IZR l -> (z mod 2 = l)%Z -> (forall t, - tiny <= t <= tiny ->
    0 < 4 / IZR (Z.of_nat (4 * k + 3)) + t /\
    (IZR z - 1) * (4 / IZR (Z.of_nat (4 * k + 3)) + t) < 1 <= IZR z * (4 / IZR (Z.of_nat (4 * k + 3)) + t)) ->
    calm f_1 first_one 0 s k).
  { intros k z l L Z B t T. destruct (B t T). apply (f_1_right _ _ z l); assumption. }
  repeat apply Forall_cons; try apply Forall_nil.
  - apply (R _ 2%Z 0%Z); [reflexivity | reflexivity | simpl; intros; split; [| split]; Lra.lra].
  - apply (R _ 3%Z 1%Z); [reflexivity | reflexivity | simpl; intros; split; [| split]; Lra.lra].
  - apply (R _ 4%Z 0%Z); [reflexivity | reflexivity | simpl; intros; split; [| split]; Lra.lra].
  - apply (R _ 5%Z 1%Z); [reflexivity | reflexivity | simpl; intros; split; [| split]; Lra.lra].
Qed.

(** How many k are counted, then. *)
Ltac few A Hn E :=
  unfold count in Hn; simpl in Hn;
  repeat (let h := fresh in apply Forall_cons_iff in E; destruct E as [h E]; rewrite h in Hn; clear h); simpl in Hn;
  repeat match type of Hn with context [A ?k] => destruct (A k); simpl in Hn end; lia.

Ltac refute_RealsUncountability_A4_uncountable m :=
  let s := fresh "s" in let A := fresh "A" in let Hs := fresh "zero_or_one" in let Hn := fresh "many" in
  let t := fresh "t" in let a := fresh "a" in let T := fresh "T" in let B := fresh "B" in
  let Ht := fresh "Ht" in let Ha := fresh "Ha" in let L := fresh "L" in let F := fresh "F" in let E := fresh "E" in
  let at_ N phi g a_0 delta r n :=
    (specialize (m 2%nat N phi g a_0 delta r n); met_by ltac:(fun _ => permitted) m) in
  let given N phi g a_0 delta r n := (at_ N phi g a_0 delta r n; destruct m as (s & A & Hs & Hn & m)) in
  let say a_0 r n :=
    (given [1%nat] zero (fun y : R => y) a_0 0 r n; exfalso;
     destruct (m (fun _ => 0) (fun _ => 1 / 2)) as (t & a & T & B & Ht & Ha & L & F);
     specialize (B 0%nat); clear m F T A Hn Hs s; cbv beta in B) in
  let counted N phi g delta n :=
    (given N phi g 1 delta (1 / 1000000) n;
     destruct (m (fun _ => 0) (fun _ => 0)) as (t & a & T & B & Ht & Ha & L & F); clear T B m) in
  let calmly n C := (pose proof (calm_not_counted A _ _ a _ _ t n _ C eq_refl Ht L F) as E; few A Hn E) in
  let seen N phi g delta n C C' := (counted N phi g delta n; destruct Hs as [-> | ->]; [calmly n C | calmly n C']) in
  first
    [ at_ [1%nat] zero (fun y : R => y) 1 0 (1 / 10) 0%nat;
      first
        [ destruct (m 5 (fun _ => true)) as ([E | E] & _); Lra.lra
        | destruct m as (s & A & _ & E & m);
          first
            [ discriminate E
            | destruct (m (fun _ => 0) (fun _ => 0) 0 1) as (B & _); exact (B 0%nat eq_refl)
            | destruct m as (t & a & m); destruct (m (fun _ => t) (fun _ => a)) as (B & _); exact (B 0%nat eq_refl)
            | destruct (m INR INR) as (t & a & B & F & _);
              first [ pose proof (B 0%nat); pose proof (B 1%nat); simpl in *; Lra.lra
                    | pose proof (F 0%nat); pose proof (F 1%nat); simpl in *; Lra.lra ]
            | destruct (m (fun _ => 0) (fun _ => 1)) as (t & a & _ & F & _ & B & _);
              first [Lra.lra | apply (F 0%nat); Lra.lra] ] ]
    | given [1%nat] zero (fun y : R => y) 1 0 0 0%nat; destruct (m (fun _ => 0) (fun _ => 0)) as (t & a & T & _ & Ht &
      _);
      apply (T 0%nat); Lra.lra
    (** what is said of labels alone *)
    | say 0 (1 / 1000000) 2%nat; label_at_0 L a 2%nat 0
    | say 2 (1 / 1000000) 1%nat; wrong_label L a 1%nat (8 / 7) (8 / 7) (@nil R) 1%Z
    | say 1 (1 / 1000000) 1%nat; wrong_label L a 1%nat (4 / 7) 5 [4 / 7] 1%Z
    | say 1 (1 / 1000000) 2%nat; label_at_0 L a 2%nat (4 / 11)
    | say 1 1 2%nat; label_at_0 L a 2%nat (4 / 11)
    | say 1 (1 / 10) 0%nat; label_at_0 L a 100%nat (4 / 403)
    | say (1 / 3) (1 / 29) 1%nat;
      up_to a (55 / 100) ltac:(fun _ => wrong_label L a 1%nat (4 / 21) (2 / 5 * a) (@nil R) 3%Z);
      up_to a (67 / 100) ltac:(fun _ => wrong_label L a 1%nat (4 / 21) (1 / 3 * a) (@nil R) 3%Z);
      up_to a (9 / 10) ltac:(fun _ => wrong_label L a 1%nat (4 / 21) (20 / 81 * a) (@nil R) 5%Z);
      wrong_label L a 1%nat (4 / 21) (1 / 5 * a) (@nil R) 5%Z
    | say (1 / 2) (1 / 66) 2%nat;
      up_to a (2 / 3) ltac:(fun _ => wrong_label L a 2%nat (2 / 11) (1 / 6) (@nil R) 4%Z);
      up_to a (785 / 1000) ltac:(fun _ => wrong_label L a 2%nat (2 / 11) (1 / 4 * a) (@nil R) 4%Z);
      up_to a (84 / 100) ltac:(fun _ => wrong_label L a 1%nat (2 / 7) (29 / 100) (@nil R) 3%Z);
      wrong_label L a 2%nat (2 / 11) (1 / 6) (@nil R) 6%Z
    | say (1 / 2) (1 / 1000000) 9%nat;
      up_to a (57 / 100) ltac:(fun _ => wrong_label L a 1%nat (2 / 7) (2 / 7) (@nil R) 2%Z);
      up_to a (61 / 100) ltac:(fun _ => wrong_label L a 9%nat (2 / 39) (2 / 39) (@nil R) 12%Z);
      up_to a (69 / 100) ltac:(fun _ => wrong_label L a 5%nat (2 / 23) (2 / 23) (@nil R) 8%Z);
      up_to a (79 / 100) ltac:(fun _ => wrong_label L a 3%nat (2 / 15) (2 / 15) (@nil R) 6%Z);
      up_to a (9 / 10) ltac:(fun _ => wrong_label L a 2%nat (2 / 11) (2 / 11) (@nil R) 5%Z);
      wrong_label L a 1%nat (2 / 7) (2 / 7) (@nil R) 4%Z
    (** phi is right *)
    | counted [3%nat] right_at_5 (fun y : R => y) 0 5%nat; calmly 5%nat (right_at_5_calm s)
    | counted [1%nat] right_at_5 (fun y : R => y) 0 5%nat; calmly 5%nat (right_at_5_calm s)
    | counted [1%nat] first_one f_1 0 4%nat; calmly 4%nat (first_one_calm s)
    | seen [1%nat] second (fun y : R => y) 1 4%nat second_calm second_calm
    | seen [1%nat] one_more (fun y : R => y) 1 4%nat one_more_calm one_more_calm
    | seen [3%nat] second_zigzag (fun y : R => y) 1 6%nat second_zigzag_calm_0 second_zigzag_calm_2
    | seen [1%nat] both step 1 10%nat both_calm_0 both_calm_1
    | counted [1%nat] zero (fun y : R => y) 0 1%nat;
      pose proof (calm_not_counted (fun _ => true) _ _ a _ _ t 1%nat _ (zero_calm s) eq_refl Ht L (fun k h _ => F k
        h)) as E;
      apply Forall_inv in E; discriminate E
    | counted [1%nat] five (fun y : R => y) 0 4%nat; clear L;
      assert (E : Forall (fun k => A k = false) [1; 2; 3; 4]%nat)
        by (let k := fresh "k" in let h := fresh in
            repeat apply Forall_cons; try apply Forall_nil;
            match goal with |- A ?k = false => specialize (F k ltac:(lia)); rewrite five_fails in F;
              destruct (A k); [exfalso; specialize (F eq_refl); first [discriminate F | apply F; reflexivity] |
                reflexivity]
            end);
      few A Hn E ].

(** ** A4_uncountable: a whole interval of t, and the label of k = 0 *)

Lemma real_certificate d N (phi : Reals.network) g a_0 delta r n s_0 s_1 : NN d N phi -> Reals.monotone g ->
  1 / 2 <= a_0 <= 1 -> 0 < r -> r < Reals.eps n -> s_1 = s_0 + 1 ->
  exists a_lo a_hi s A, 1 / 2 < a_lo /\ a_lo < a_hi /\ a_hi < 1 /\ (s = s_0 \/ s = s_1) /\
    (n <= 4 * count A n + P N + 1)%nat /\
    (forall a k p, a_lo <= a <= a_hi -> (k <= n)%nat ->
      Rabs (nth 0 p 0 - nth 0 (Reals.z_point d a_0 delta k) 0) <= r -> Reals.f a p = Reals.label k) /\
    forall k t a, A k = true -> - r <= t <= r -> a_lo <= a <= a_hi ->
      Reals.fails g phi a (Reals.add (Reals.z_point d a_0 delta k) (Reals.eta d delta s t)) = true.
Proof.
  words. intros H Hg Ha Hr Hrn S. assert (E : @of_Q R_field (1 # 2) = 1 / 2) by (rewrite of_Q_real; unfold Q2R; simpl;
    Lra.lra).
  destruct (@whole_certificate R_archimedean d N phi g a_0 delta r n s_0 s_1 H Hg) as (a_lo & a_hi & s & A & L & W);
    [change (@of_Q R_field (1 # 2) <= a_0 <= 1); rewrite E; exact Ha | exact Hr | exact Hrn | exact S |].
  exists a_lo, a_hi, s, A. split; [change (@of_Q R_field (1 # 2) < a_lo) in L; rewrite E in L; exact L | exact W].
Qed.

(** A list without a first coordinate is not near to z^k, if that coordinate is taken to be 1. *)
Lemma not_empty d a_0 delta r n k : 1 / 2 <= a_0 <= 1 -> r < Reals.eps n -> (1 <= k <= n)%nat ->
  ~ Rabs (1 - nth 0 (Reals.z_point d a_0 delta k) 0) <= r.
Proof.
  intros Ha Hr [K N] H. apply le_INR in K, N. simpl in K. simpl in H.
  assert (E : Reals.eps n <= 1 / 6).
  { unfold Reals.eps, Rdiv. apply Rmult_le_compat_l; [Lra.lra |]. apply Rinv_le_contravar; nra. }
  assert (X : a_0 / (INR k + 3 / 4) <= 4 / 7).
  { apply (Rmult_le_reg_r (INR k + 3 / 4)); [Lra.lra |]. replace (a_0 / (INR k + 3 / 4) * (INR k + 3 / 4)) with a_0
      by (field; Lra.lra). nra. }
  rewrite Rabs_pos_eq in H; Lra.lra.
Qed.

Ltac prove_RealsUncountability_A4_uncountable :=
  let lo := fresh "a_lo" in let hi := fresh "a_hi" in let s := fresh "s" in let A := fresh "A" in
  let Hs := fresh "Hs" in let Hn := fresh "Hn" in let V := fresh "V" in let F := fresh "F" in
  let ts := fresh "ts" in let bs := fresh "bs" in let t := fresh "t" in let a := fresh "a" in
  let T := fresh "T" in let B := fresh "B" in let p := fresh "p" in let k := fresh "k" in
  let missed r lo hi :=
    (intros ts bs; destruct (misses_inside ts (- r) r) as (t & ? & T); [Lra.lra |];
     destruct (misses_inside bs lo hi) as (a & ? & B); [Lra.lra |];
     exists t, a; split; [exact T |]; split; [exact B |]; split; [Lra.lra |]; split; [Lra.lra |]; split) in
  let labels d a_0 delta r n V :=
    (intros k p; intros;
     first [ apply V; first [assumption | split; Lra.lra | lia]
           | destruct p; [exfalso; eapply (not_empty d a_0 delta r n k); eassumption
                         | apply V; first [assumption | split; Lra.lra | lia]] ]) in
  let by_certificate d N phi g a_0 delta r n s_0 s_1 :=
    (destruct (real_certificate d N phi g a_0 delta r n s_0 s_1) as (lo & hi & s & A & ? & ? & ? & Hs & Hn & V & F);
     [given | given | given | given | given | Lra.lra |]) in
  first
    [ exists 0%nat, nil, none, (fun y => y), 0, 0, 0, 0%nat; intros; exfalso; Lra.lra
    | intros; exfalso; Lra.lra
    | intros d N phi g a_0 delta r n; intros; apply (A4_uncountable d N phi g a_0 delta r n); given
    | intros d N phi g a_0 delta r n; intros;
      first
        [ by_certificate d N phi g a_0 delta r n 0 1; exists s, A; split; [destruct Hs; first [left; Lra.lra | right;
          Lra.lra] |];
          split; [lia |]; missed r lo hi; [labels d a_0 delta r n V | intros; apply F; first [assumption | split;
            Lra.lra]]
        | by_certificate d N phi g a_0 delta r n (- (1 / 2)) (1 / 2); exists s, A;
          split; [destruct Hs; first [left; Lra.lra | right; Lra.lra] |];
          split; [lia |]; missed r lo hi; [labels d a_0 delta r n V | intros; apply F; first [assumption | split;
            Lra.lra]]
        | by_certificate d N phi g a_0 delta r n 0 1; exists 0, (fun _ => true); split; [left; reflexivity |];
          split; [rewrite AnyLevelUncountability.count_all; lia |]; missed r lo hi; [labels d a_0 delta r n V |
            intros; exfalso; congruence] ] ].
