(** * The inequalities of T1, from lists

    [on_side] and [off_side] are the left sides of T1.2 and T1.4, [side_on] and [side_off] of TrustRegression, computed
    from lists of numbers: the columns of the support, their parameters, and the rows of M and N. *)

From Coq Require Import ZArith QArith Qabs List Lia Setoid Bool PeanoNat.
From Barriers Require Import Numerals NetworkChecker Intervals Blocks ListSums.
From Barriers Require Import OrderedFields LinearSystems Regressions TrustRegression.
Import ListNotations.
Open Scope Q_scope.

(** What the columns of a support share: the weights of the rows, y, the columns; then, a number for each column, its
    number, sign times threshold, ridge, x and its width, and the radii of the entries and of the threshold. *)
Record selected := {
  row_weight : list Q;
  aim : list Q;
  chosen : list (list Q);
  numbers : list Z;
  pull : list Q;
  ridges : list Q;
  near : list Q;
  wide : list Q;
  radii : list Q;
  play : list Q;
  aim_radius : Q
}.

Definition weighed (v p q : list Q) : Q := qdot v (map2 qmul p q).
Definition weighed_length (v p : list Q) : Q := qdot v (map Qabs p).
Definition gram_row (c : selected) (col : list Q) (i : Z) (mu : Q) : list Q :=
  map2 (fun a l => qadd (weighed (row_weight c) col a) (if (i =? l)%Z then mu else 0)) (chosen c) (numbers c).

(** What is computed once. *)
Record shared := {
  misfit : list Q;
  misfit_length : Q;
  ridge_near : list Q;
  mass_of : Q;
  drift : Q;
  spread : Q;
  sizes : Q;
  grams : list (list Q)
}.
Definition share (c : selected) : shared :=
  let r := map2 qsub (aim c) (combined (near c) (chosen c) (zeros (aim c))) in
  let mass := qsum (row_weight c) in
  {| misfit := r;
     misfit_length := weighed_length (row_weight c) r;
     ridge_near := map2 qmul (ridges c) (near c);
     mass_of := mass;
     drift := qadd (aim_radius c) (qdot (radii c) (map Qabs (near c)));
     spread := qdot (radii c) (wide c);
     sizes := qdot (map2 (fun a e => qadd (weighed_length (row_weight c) a) (qmul mass e)) (chosen c) (radii c)) (wide
       c);
     grams := map2 (fun a p => gram_row c a (fst p) (snd p)) (chosen c) (combine (numbers c) (ridges c)) |}.

(** sum of eps_l ||m_l r - x_l b||, or + *)
Definition turned_by (h : Q -> Q -> Q) (c : selected) (s : shared) (row b : list Q) : Q :=
  qsum (map2 (fun m p => if Qeq_bool (snd p) 0 then 0 else
    qmul (snd p) (weighed_length (row_weight c) (map2 (fun r t => h (qmul m r) (qmul (fst p) t)) (misfit s) b)))
    row (combine (near c) (radii c))).
Definition identity (c : selected) (i : Z) : list Q := map (fun l => if (i =? l)%Z then 1 else 0) (numbers c).

Definition on_side (c : selected) (s : shared) (row : list Q) (i : Z) : Q :=
  let v := row_weight c in
  let b := combined row (chosen c) (zeros (aim c)) in
  let length := weighed_length v b in
  let kappa := qabs_dot row (radii c) in
  qsum [Qabs (qsub (qsub (weighed v b (misfit s)) (qdot row (pull c))) (qdot row (ridge_near s)));
    turned_by qsub c s row b; qmul (aim_radius c) length; qabs_dot row (play c); qmul (qmul (mass_of s) kappa) (drift
      s);
    qabs_dot (map2 qsub (identity c i) (combined row (grams s) (zeros row))) (wide c); qmul length (spread s);
    qmul kappa (sizes s)].

Definition off_side (c : selected) (s : shared) (row col : list Q) (eps : Q) : Q :=
  let v := row_weight c in
  let q := map2 qsub col (combined row (chosen c) (zeros (aim c))) in
  let length := weighed_length v q in
  let kappa := qadd eps (qabs_dot row (radii c)) in
  qsum [Qabs (qadd (qadd (weighed v q (misfit s)) (qdot row (pull c))) (qdot row (ridge_near s)));
    qmul eps (misfit_length s); qmul (aim_radius c) length; turned_by qadd c s row q; qabs_dot row (play c);
    qmul (qmul (mass_of s) kappa) (drift s);
    qabs_dot (map2 qsub (map (weighed v q) (chosen c)) (map2 qmul (ridges c) row)) (wide c); qmul length (spread s);
    qmul kappa (sizes s)].

(** ** They are those sides *)

Section Sides.
Open Scope field_scope.
Variables (m : nat) (weight ridge : nat -> Qf) (A : nat -> nat -> Qf) (y threshold eps : nat -> Qf) (eps_y : Qf).
Variables (g : nat -> Qf) (S : list nat) (sign x w : nat -> Qf).
Variable c : selected.
Hypothesis weights_stand : stands (row_weight c) (below m) weight.
Hypothesis aim_stands : stands (aim c) (below m) y.
Hypothesis chosen_stand : Forall2 (fun col j => stands col (below m) (column A j)) (chosen c) S.
Hypothesis numbers_stand : Forall2 (fun z i => z = Z.of_nat i) (numbers c) S.
Hypothesis pull_stands : stands (pull c) S (fun l => sign l * threshold l).
Hypothesis ridges_stand : stands (ridges c) S ridge.
Hypothesis near_stands : stands (near c) S x.
Hypothesis wide_stands : stands (wide c) S w.
Hypothesis radii_stand : stands (radii c) S eps.
Hypothesis play_stands : stands (play c) S g.
Hypothesis aim_radius_is : (aim_radius c == eps_y)%Q.
Local Notation inner := (Regressions.inner m weight).
Local Notation norm := (Regressions.norm m weight).
Local Notation b := (TrustRegression.b A S).
Local Notation q := (TrustRegression.q A S).
Local Notation fit := (TrustRegression.fit A y S x).

Lemma weighed_is p t f h : stands p (below m) f -> stands t (below m) h -> (weighed (row_weight c) p t == inner f h)%Q.
Proof.
  intros F H. apply (qdot_is _ _ _ _ (fun a => f a * h a) weights_stand).
  apply (stands_map2 qmul (fun a b => (a * b)%F)); try assumption.
  intros a a' d d' E E'. rewrite qmul_is, E, E'. reflexivity.
Qed.
Lemma weighed_length_is p f : stands p (below m) f -> (weighed_length (row_weight c) p == norm f)%Q.
Proof.
  intros F. apply (qdot_is _ _ _ _ (fun a => fabs (f a)) weights_stand). apply (stands_map _ (fun a => fabs a));
    [|exact F].
  intros a a' E. apply q_abs_same, E.
Qed.
Lemma zeros_aim : stands (zeros (aim c)) (below m) (fun _ => 0).
Proof. exact (zeros_stand _ _ _ aim_stands). Qed.
Lemma combined_chosen row f : stands row S f ->
  stands (combined row (chosen c) (zeros (aim c))) (below m) (fun a => over S (fun l => A a l * f l)).
Proof.
  intros F. eapply stands_function; [|exact (combined_is row (chosen c) S (below m) (fun l a => A a l) f F
    chosen_stand _ _
    zeros_aim)].
  intros a _. change (0 + over S (fun l => A a l * f l) == over S (fun l => A a l * f l)). ring.
Qed.
Lemma stands_sub l l' T f h : stands l T f -> stands l' T h -> stands (map2 qsub l l') T (fun i => f i - h i).
Proof.
  intros F H. apply (stands_map2 qsub (fun a b => a - b)); try assumption.
  intros a a' d d' E E'. rewrite qsub_is, E, E'. reflexivity.
Qed.
Lemma stands_mul l l' T f h : stands l T f -> stands l' T h -> stands (map2 qmul l l') T (fun i => f i * h i).
Proof.
  intros F H. apply (stands_map2 qmul (fun a b => a * b)); try assumption.
  intros a a' d d' E E'. rewrite qmul_is, E, E'. reflexivity.
Qed.

Lemma misfit_stands : stands (misfit (share c)) (below m) fit.
Proof. apply stands_sub; [exact aim_stands|]. apply combined_chosen, near_stands. Qed.
Lemma ridge_near_stands : stands (ridge_near (share c)) S (fun l => ridge l * x l).
Proof. apply stands_mul; assumption. Qed.
Lemma mass_is : (mass_of (share c) == mass m weight)%Q.
Proof. exact (stands_sum _ _ _ weights_stand). Qed.
Lemma drift_is : (drift (share c) == rho eps eps_y S x)%Q.
Proof.
  unfold share. cbn [drift]. rewrite qadd_is, aim_radius_is.
  rewrite (qdot_is _ _ S eps (fun l => fabs (x l)) radii_stand); [reflexivity|].
  apply (stands_map _ (fun a => fabs a)); [|exact near_stands]. intros a a' E. apply q_abs_same, E.
Qed.
Lemma spread_is : (spread (share c) == omega eps S w)%Q.
Proof. exact (qdot_is _ _ S eps w radii_stand wide_stands). Qed.
Lemma sizes_are : (sizes (share c) == over S (fun l => size m weight A eps l * w l))%Q.
Proof.
  apply (qdot_is _ _ S (size m weight A eps) w); [|exact wide_stands].
  apply (map2_all _ (fun col j => stands col (below m) (column A j)) (fun e i => (e == eps i)%Q) _ _ _ _ chosen_stand
    radii_stand).
  intros col e i _ H E. rewrite qadd_is, qmul_is, (weighed_length_is _ _ H), E. pose proof mass_is as M.
    cbn [share mass_of] in M.
  rewrite M. reflexivity.
Qed.
Lemma grams_stand : stand (grams (share c)) S S (gram m weight ridge A).
Proof.
  unfold share. cbn [grams].
  apply (map2_all _ (fun col j => stands col (below m) (column A j))
    (fun p i => fst p = Z.of_nat i /\ (snd p == ridge i)%Q) _ _ _ _ chosen_stand).
  - exact (combine_all (fun z i => z = Z.of_nat i) (fun mu i => (mu == ridge i)%Q) _ _ _ numbers_stand ridges_stand).
  - intros col [z mu] i _ H [-> E]. cbn [fst snd] in *. unfold gram_row.
    apply (map2_all _ (fun col j => stands col (below m) (column A j)) (fun z i => z = Z.of_nat i) _ _ _ _ chosen_stand
      numbers_stand).
    intros col' k l _ H' ->. rewrite qadd_is, (weighed_is _ _ _ _ H H'). unfold gram.
    replace (Z.of_nat i =? Z.of_nat l)%Z with (i =? l)%nat.
    + destruct (i =? l)%nat; [rewrite E|]; reflexivity.
    + apply eq_true_iff_eq. rewrite Nat.eqb_eq, Z.eqb_eq. lia.
Qed.

Lemma turned_is h (k : Qf -> Qf -> Qf) row b f t : (forall a a' d d', (a == a')%Q -> (d == d')%Q ->
  (h a d == k a' d')%Q) ->
  stands row S f -> stands b (below m) t ->
  (turned_by h c (share c) row b == over S (fun l => eps l * norm (fun a => k (f l * fit a) (x l * t a))))%Q.
Proof.
  intros Hk F T. apply stands_sum.
  apply (map2_all _ (fun q i => (q == f i)%Q) (fun p i => (fst p == x i)%Q /\ (snd p == eps i)%Q) _ _ _ _ F).
  { exact (combine_all (fun q i => (q == x i)%Q) (fun q i => (q == eps i)%Q) _ _ _ near_stands radii_stand). }
  intros q p i _ E [E1 E2]. destruct (Qeq_bool (snd p) 0) eqn:Z.
  - apply Qeq_bool_iff in Z. assert (E0 : eps i == 0) by (change (eps i == 0)%Q; rewrite <- E2; exact Z).
    change (0 == eps i * norm (fun a => k (f i * fit a) (x i * t a))). rewrite E0. ring.
  - rewrite qmul_is, E2, (weighed_length_is _ (fun a => k (f i * fit a) (x i * t a))); [reflexivity|].
    apply (stands_map2 _ (fun r d => k (f i * r) (x i * d))); [|exact misfit_stands|exact T].
    intros a a' d d' G G'. apply Hk; rewrite qmul_is; [rewrite E, G|rewrite E1, G']; reflexivity.
Qed.

Lemma identity_stands i : stands (identity c (Z.of_nat i)) S (unit_entry i).
Proof.
  apply (map_all _ (fun z i => z = Z.of_nat i) _ _ _ numbers_stand). intros z l _ ->. unfold unit_entry.
  replace (Z.of_nat i =? Z.of_nat l)%Z with (i =? l)%nat; [destruct (i =? l)%nat; reflexivity|].
  apply eq_true_iff_eq. rewrite Nat.eqb_eq, Z.eqb_eq. lia.
Qed.

Lemma sum_of_8 (a1 a2 a3 a4 a5 a6 a7 a8 : Q) (k1 k2 k3 k4 k5 k6 k7 k8 : Qf) :
  (a1 == k1 -> a2 == k2 -> a3 == k3 -> a4 == k4 -> a5 == k5 -> a6 == k6 -> a7 == k7 -> a8 == k8 ->
  qsum [a1; a2; a3; a4; a5; a6; a7; a8] == (k1 + k2 + k3 + k4 + k5 + k6 + k7 + k8)%F)%Q.
Proof.
  intros E1 E2 E3 E4 E5 E6 E7 E8. unfold qsum. cbn [fold_left]. rewrite !qadd_is, E1, E2, E3, E4, E5, E6, E7, E8.
  change (0 + k1 + k2 + k3 + k4 + k5 + k6 + k7 + k8 == k1 + k2 + k3 + k4 + k5 + k6 + k7 + k8). ring.
Qed.
Lemma sum_of_9 (a1 a2 a3 a4 a5 a6 a7 a8 a9 : Q) (k1 k2 k3 k4 k5 k6 k7 k8 k9 : Qf) :
  (a1 == k1 -> a2 == k2 -> a3 == k3 -> a4 == k4 -> a5 == k5 -> a6 == k6 -> a7 == k7 -> a8 == k8 -> a9 == k9 ->
  qsum [a1; a2; a3; a4; a5; a6; a7; a8; a9] == (k1 + k2 + k3 + k4 + k5 + k6 + k7 + k8 + k9)%F)%Q.
Proof.
  intros E1 E2 E3 E4 E5 E6 E7 E8 E9. unfold qsum. cbn [fold_left].
  rewrite !qadd_is, E1, E2, E3, E4, E5, E6, E7, E8, E9.
  change (0 + k1 + k2 + k3 + k4 + k5 + k6 + k7 + k8 + k9 == k1 + k2 + k3 + k4 + k5 + k6 + k7 + k8 + k9). ring.
Qed.

Lemma on_side_is row (M : nat -> nat -> Qf) i : stands row S (M i) ->
  (on_side c (share c) row (Z.of_nat i) == side_on m weight ridge A y threshold eps eps_y g S sign x w M i)%Q.
Proof.
  intros F. pose proof (combined_chosen _ _ F) as B. fold (b M i) in B. unfold on_side.
  set (bl := combined row (chosen c) (zeros (aim c))) in *.
  apply sum_of_8.
  - apply q_abs_same. rewrite !qsub_is, (weighed_is _ _ _ _ B misfit_stands), (qdot_is _ _ _ _ _ F pull_stands),
      (qdot_is _ _ _ _ _ F ridge_near_stands). reflexivity.
  - apply (turned_is _ (fun a d => a - d)); [|exact F|exact B]. intros a a' d d' E E'. rewrite qsub_is, E, E'.
    reflexivity.
  - rewrite qmul_is, aim_radius_is, (weighed_length_is _ _ B). reflexivity.
  - exact (qabs_dot_is _ _ _ _ _ F play_stands).
  - rewrite !qmul_is, mass_is, drift_is, (qabs_dot_is _ _ _ _ _ F radii_stand). reflexivity.
  - apply (qabs_dot_is _ _ S (fun l => unit_entry i l - over S (fun p => M i p * gram m weight ridge A p l)) w);
      [|exact wide_stands].
    apply stands_sub; [apply identity_stands|]. eapply stands_function;
      [|exact (combined_is row _ S S (gram m weight ridge A) (M i) F grams_stand _ _ (zeros_stand _ _ _ F))].
    intros l _. change (0 + over S (fun p => gram m weight ridge A p l * M i p) ==
      over S (fun p => M i p * gram m weight ridge A p l)).
    rewrite (over_same S (fun p => gram m weight ridge A p l * M i p) (fun p => M i p * gram m weight ridge A p l))
      by (intros; ring). ring.
  - rewrite qmul_is, spread_is, (weighed_length_is _ _ B). reflexivity.
  - rewrite qmul_is, sizes_are, (qabs_dot_is _ _ _ _ _ F radii_stand). reflexivity.
Qed.

Lemma off_side_is row col e (N : nat -> nat -> Qf) j : stands row S (N j) -> stands col (below m) (column A j) ->
  (e == eps j)%Q ->
  (off_side c (share c) row col e == side_off m weight ridge A y threshold eps eps_y g S sign x w N j)%Q.
Proof.
  intros F Co E. pose proof (stands_sub _ _ _ _ _ Co (combined_chosen _ _ F)) as B. unfold off_side.
  set (bl := map2 qsub col (combined row (chosen c) (zeros (aim c)))) in *.
  assert (B' : stands bl (below m) (q N j)) by exact B. clear B.
  apply sum_of_9.
  - apply q_abs_same. rewrite !qadd_is, (weighed_is _ _ _ _ B' misfit_stands), (qdot_is _ _ _ _ _ F pull_stands),
      (qdot_is _ _ _ _ _ F ridge_near_stands). reflexivity.
  - rewrite qmul_is, E. unfold share. cbn [misfit_length]. rewrite (weighed_length_is _ _ misfit_stands). reflexivity.
  - rewrite qmul_is, aim_radius_is, (weighed_length_is _ _ B'). reflexivity.
  - apply (turned_is _ (fun a d => a + d)); [|exact F|exact B']. intros a a' d d' G G'. rewrite qadd_is, G, G'.
    reflexivity.
  - exact (qabs_dot_is _ _ _ _ _ F play_stands).
  - rewrite !qmul_is, mass_is, drift_is, qadd_is, E, (qabs_dot_is _ _ _ _ _ F radii_stand). reflexivity.
  - apply (qabs_dot_is _ _ S (fun l => inner (q N j) (column A l) - ridge l * N j l) w); [|exact wide_stands].
    apply stands_sub; [|apply stands_mul; assumption].
    apply (map_all _ _ _ _ _ chosen_stand). intros a i _ H. apply weighed_is; assumption.
  - rewrite qmul_is, spread_is, (weighed_length_is _ _ B'). reflexivity.
  - rewrite qmul_is, sizes_are, qadd_is, E, (qabs_dot_is _ _ _ _ _ F radii_stand). reflexivity.
Qed.
End Sides.
