(** * Certificates of T1: what is accepted is true *)

From Coq Require Import ZArith QArith Qabs List Lia Setoid Bool String PeanoNat Lqa.
From Barriers Require Import OrderedFields LinearSystems Regressions TrustRegression TrustRational.
From Barriers Require Settings.
From Barriers Require Import Json Sha256 Numerals NetworkChecker Intervals Blocks ListSums RegressionSides.
From Barriers Require Import RegressionCertificates.
Import ListNotations.
Open Scope Q_scope.
Local Notation below := LinearSystems.below.

(** ** From the lists of a checked answer to T1.1 to T1.4 *)

Lemma support_numbers (support : list Z) S l : support = l -> Forall2 (fun z i => z = Z.of_nat i) l S ->
  support = map Z.of_nat S.
Proof. intros -> H. induction H as [|z i l S E _ IH]; [reflexivity|]. simpl. congruence. Qed.

Lemma stands_integers zs : forall S f, stands (map inject_Z zs) S f -> Forall2 (fun z i => inject_Z z == f i) zs S.
Proof. induction zs as [|z zs IH]; intros S f H; inversion H; subst; constructor; [assumption|apply IH; assumption].
  Qed.

Section Stated.
Variables (m n : nat) (weight mu thr eps g : nat -> Qf) (r : Qf) (A : nat -> nat -> Qf) (y : nat -> Qf).
Variable it : instance.
Hypothesis cols_stand : Forall2 (fun col j => stands col (below m) (column A j)) (cols it) (below n).
Hypothesis ys_stand : stands (ys it) (below m) y.
Hypothesis weights_stand : stands (weights_are it) (below m) weight.
Hypothesis ts_stand : stands (ts it) (below n) thr.
Hypothesis mus_stand : stands (mus it) (below n) mu.
Hypothesis eps_stand : stands (eps_are it) (below n) eps.
Hypothesis gs_stand : stands (gs it) (below n) g.
Hypothesis eps_y_is : eps_y it == r.
Hypothesis margins_fit : forall i, (i < n)%nat -> 0 <= g i /\ g i <= thr i.

(** What an answer with these signs satisfies. *)
Definition certified_answer (support signs : list Z) : Prop := exists S (s x w : nat -> Qf) (M N : nat -> nat -> Qf),
  support = map Z.of_nat S /\ Forall2 (fun z i => inject_Z z == s i /\ sign_fits z (thr i) = true) signs S /\
  T1_1 n thr g S s w /\ T1_2 m weight mu A y thr eps r g S s x w M /\ T1_3 S s x w /\
  T1_4 m n weight mu A y thr eps r g S s x w N.

Lemma stands_kept l f fs which : stands l (below n) f -> stands (keep which fs l) (keep which fs (below n)) f.
Proof. apply keep_all. Qed.

Lemma sign_fits_same z (p q : Q) : p == q -> sign_fits z p = sign_fits z q.
Proof.
  intros E. unfold sign_fits. replace (Qeq_bool q 0) with (Qeq_bool p 0); [reflexivity|]. apply eq_true_iff_eq.
  rewrite !Qeq_bool_iff, E. reflexivity.
Qed.

Lemma check_stated_sound a : check_stated it a = true -> certified_answer (support a) (signs a).
Proof.
  unfold check_stated. set (fs := flags (support a) 0 (cols it)). set (S := keep true fs (below n)).
  set (C := keep false fs (below n)). rewrite !andb_true_iff. intros [[Sup Len] H].
  destruct (together _) as [[|xs [|ws [|]]]|] eqn:Tg; try discriminate.
  destruct (cut_rows (support a) (support a) _) as [rows|] eqn:R1; [|discriminate].
  destruct (cut_rows _ _ (entries (combinations a))) as [offs|] eqn:R2; [|discriminate].
  set (c := {| row_weight := _ |}) in H. rewrite !andb_true_iff in H.
  destruct H as [[[[[[Lx Lw] Pw] Sf] H2] H3] H4].
  assert (Ln : List.length (cols it) = n).
  { assert (E : List.length (cols it) = List.length (below n)) by apply (same_length _ _ _ cols_stand).
    rewrite E. apply below_length. }
  assert (Lfs : List.length fs = List.length (below n)) by (unfold fs; rewrite flags_length, below_length; exact Ln).
  assert (DS : NoDup S) by apply keep_distinct, below_distinct.
  assert (DC : NoDup C) by apply keep_distinct, below_distinct.
  assert (Num : forall which, Forall2 (fun z i => z = Z.of_nat i) (keep which fs (numbered 0 (cols it))) (keep which
    fs (below n))).
  { intros which. apply keep_all. rewrite <- Ln. apply numbered_is. }
  pose proof (Num true) as NumS. pose proof (Num false) as NumC. fold S in NumS. fold C in NumC.
  apply Settings.all2_eqb in Sup. pose proof (support_numbers _ _ _ Sup NumS) as Names.
  assert (LS : List.length (support a) = List.length S) by (rewrite Names, map_length; reflexivity).
  rewrite !Z.eqb_eq, !size_length in *. apply Nat2Z.inj in Len, Lx, Lw.
  assert (LC : List.length (keep false fs (numbered 0 (cols it))) = List.length C)
    by apply (same_length _ _ _ NumC).
  destruct (cut_rows_shape _ _ _ _ R1) as [L1 F1]. destruct (cut_rows_shape _ _ _ _ R2) as [L2 F2].
  rewrite LS in *. rewrite LC in L2.
  pose proof (stand_at S S rows DS DS L1 F1) as SM. pose proof (stand_at C S offs DC DS L2 F2) as SN.
  set (M := fun i => at_index S (at_index S rows [] i) 0) in SM. set (N := fun i => at_index S (at_index C offs [] i)
    0) in SN.
  pose proof (stands_at S xs DS Lx) as Sx. pose proof (stands_at S ws DS Lw) as Sw.
  set (x := at_index S xs 0) in Sx. set (w := at_index S ws 0) in Sw.
  assert (Ss : stands (map inject_Z (signs a)) S (at_index S (map inject_Z (signs a)) 0)).
  { apply stands_at; [exact DS|]. rewrite map_length. exact Len. }
  set (s := at_index S (map inject_Z (signs a)) 0) in Ss.
  assert (Sz : Forall2 (fun z i => inject_Z z == s i) (signs a) S).
  { exact (stands_integers _ _ _ Ss). }
  clearbody s x w M N. pose proof (stands_kept _ _ fs true ts_stand) as Kt. fold S in Kt.
  pose proof (stands_kept _ _ fs true mus_stand) as Km. fold S in Km.
  pose proof (stands_kept _ _ fs true eps_stand) as Ke. fold S in Ke.
  pose proof (stands_kept _ _ fs true gs_stand) as Kg. fold S in Kg.
  assert (Kc : Forall2 (fun col j => stands col (below m) (column A j)) (keep true fs (cols it)) S) by (apply
    keep_all, cols_stand).
  assert (Kp : stands (pull c) S (fun l => (s l * thr l)%F)).
  { apply (map2_all _ (fun z i => inject_Z z == s i) (fun q i => q == thr i) _ _ _ _ Sz Kt).
    intros z q i _ E1 E2. rewrite qmul_is, E1, E2. reflexivity. }
  assert (Sg : Forall2 (fun z i => inject_Z z == s i /\ sign_fits z (thr i) = true) (signs a) S).
  { clear - Sf Sz Kt. clearbody S. revert Sf Kt. generalize (keep true fs (ts it)). revert Sz. generalize (signs a).
    intros zs Sz. induction Sz as [|z i zs S' E _ IH]; intros ts Sf Kt; inversion Kt; subst; constructor.
    - simpl in Sf. apply andb_true_iff in Sf. destruct Sf as [Sf _]. split; [exact E|].
      rewrite <- Sf. symmetry. apply sign_fits_same. assumption.
    - simpl in Sf. apply andb_true_iff in Sf. destruct Sf as [_ Sf]. eapply IH; eassumption. }
  assert (Small : forall i, In i S -> (i < n)%nat) by (intros i Hi; apply in_below, (keep_in _ _ _ _ Hi)).
  exists S, s, x, w, M, N. split; [exact Names|]. split; [exact Sg|]. split; [|split; [|split]].
  - split; [exact DS|]. split.
    + intros i Hi. split; [apply Small, Hi|]. clear - Pw Sw Hi. clearbody S.
      revert Hi. induction Sw as [|q j l S' E _ IH]; intros Hi; [destruct Hi|]. simpl in Pw. apply andb_true_iff in Pw.
      destruct Pw as [P1 P2]. destruct Hi as [<-|Hi]; [|apply IH; assumption]. apply qlt_iff in P1. rewrite <- E.
        exact P1.
    + intros i Hi. pose proof (margins_fit i (Small i Hi)) as [G0 G1]. clear - Sg Hi G0 G1. clearbody S.
      induction Sg as [|z j l S' [E F] _ IH]; [destruct Hi|]. destruct Hi as [->|Hi]; [|apply IH, Hi].
      unfold sign_fits in F. destruct (Qeq_bool (thr i) 0) eqn:Z.
      * apply Z.eqb_eq in F. subst z. right. right. apply Qeq_bool_iff in Z.
        split; [symmetry; exact E|]. split; [exact Z|]. change (g i == 0). apply Qle_antisym; [rewrite <- Z;
          exact G1|exact G0].
      * apply orb_true_iff in F. destruct F as [F|F]; apply Z.eqb_eq in F; subst z;
          [left; symmetry; exact E|right; left; symmetry; exact E].
  - unfold T1_2.
    apply (all_true (fun i => (side_on m weight mu A y thr eps r g S s x w M i < w i)%F) _ _) with (2 := H2).
    apply (map2_all _ (fun row i => stands row S (M i)) (fun p i => fst p = Z.of_nat i /\ snd p == w i) _ _ _ _ SM).
    { exact (combine_all (fun z i => z = Z.of_nat i) (fun q i => q == w i) _ _ _ NumS Sw). }
    intros row [z q] i Hi F [-> E] B. cbn [fst snd] in *. apply qlt_iff in B. rewrite E in B.
    rewrite (on_side_is m weight mu A y thr eps r g S s x w c weights_stand ys_stand Kc NumS Kp Km Sx Sw Ke Kg eps_y_is
      row M i F) in B. exact B.
  - intros i Hi Ns. revert i Hi Ns.
    apply (all_true (fun i => ~ s i == 0 -> w i < s i * x i) _ _) with (2 := H3).
    apply (map2_all _ (fun z i => inject_Z z == s i) (fun p i => fst p == x i /\ snd p == w i) _ _ _ _ Sz).
    { exact (combine_all (fun q i => q == x i) (fun q i => q == w i) _ _ _ Sx Sw). }
    intros z [p q] i Hi E [E1 E2] B Ns. cbn [fst snd] in *. unfold sign_holds in B. cbn [fst snd] in B.
    apply orb_true_iff in B. destruct B as [B|B].
    + exfalso. apply Ns. apply Z.eqb_eq in B. subst z. symmetry. exact E.
    + apply qlt_iff in B. rewrite E, E1, E2 in B. exact B.
  - assert (G : forall j, In j C -> (TrustRegression.side_off m weight mu A y thr eps r g S s x w N j + g j < thr j)%F).
    { apply (all_true (fun j => (TrustRegression.side_off m weight mu A y thr eps r g S s x w N j + g j < thr j)%F) _
      _) with (2 := H4).
      apply (map2_all _ (fun p j => stands (fst p) S (N j) /\ stands (snd p) (below m) (column A j))
        (fun t j => fst t == eps j /\ fst (snd t) == g j /\ snd (snd t) == thr j)).
      - apply (combine_all (fun row j => stands row S (N j)) (fun col j => stands col (below m) (column A j)));
          [exact SN|apply keep_all, cols_stand].
      - apply (combine_all (fun q j => q == eps j) (fun t j => fst t == g j /\ snd t == thr j));
          [apply stands_kept, eps_stand|].
        apply (combine_all (fun q j => q == g j) (fun q j => q == thr j)); apply stands_kept; assumption.
      - intros [row col] [e [gj t]] j Hj [F Fc] [E1 [E2 E3]] B. cbn [fst snd] in *. apply qlt_iff in B.
        rewrite qadd_is, E2, E3 in B.
        rewrite (off_side_is m weight mu A y thr eps r g S s x w c weights_stand ys_stand Kc Kp Km Sx Sw Ke Kg eps_y_is
          row col e N j F Fc E1) in B. exact B. }
    intros j Hj Nj. apply G. destruct (keep_either fs (below n) j Lfs (proj2 (in_below n j) Hj)) as [I|I];
      [contradiction|exact I].
Qed.
End Stated.

(** ** From the certificate to the lists *)

Definition number_of (l : list Q) : nat -> Qf := fun i => nth i l 0.
Definition entry_of (cols : list (list Q)) : nat -> nat -> Qf := fun a j => nth a (nth j cols []) 0.

Lemma stands_nth_same l l' n : List.length l' = n -> Forall2 Qeq l l' -> stands l (below n) (number_of l').
Proof. intros <- E. apply (stands_same _ _ _ _ E), nth_stands. Qed.

Lemma columns_stand cols cols' m n : List.length cols' = n -> Forall (fun col => List.length col = m) cols' ->
  Forall2 (fun col col' => Forall2 Qeq col col') cols cols' ->
  Forall2 (fun col j => stands col (below m) (column (entry_of cols') j)) cols (below n).
Proof.
  intros <- L E. unfold entry_of, column, below.
  assert (G : forall k (f : nat -> list Q), (forall i, (i < List.length cols')%nat -> f (k + i)%nat = nth i cols' []) ->
    Forall2 (fun col j => stands col (seq 0 m) (fun a => nth a (f j) 0)) cols (seq k (List.length cols'))).
  2: { apply (G 0%nat (fun j => nth j cols' [])). reflexivity. }
  induction E as [|col col' cols cols' Ec _ IH]; intros k f H; simpl; [constructor|]. inversion L; subst. constructor.
  - pose proof (H 0%nat ltac:(simpl; lia)) as H0. rewrite Nat.add_0_r in H0. simpl in H0. rewrite H0.
    apply (stands_same _ _ _ _ Ec), nth_stands.
  - apply IH; [assumption|]. intros i Hi. pose proof (H (Datatypes.S i) ltac:(simpl; lia)) as H1. simpl in H1.
    rewrite <- H1.
    f_equal. lia.
Qed.

Lemma entries_length b : List.length (entries b) = List.length (fst b).
Proof. apply map_length. Qed.

Lemma check_data_sound name v rows cols d : check_data name v rows cols d = true ->
  named name v /\ rows = Z.of_nat (row_count d) /\ cols = Z.of_nat (column_count d) /\ data_fit d.
Proof.
  unfold check_data, named, data_fit, row_count, column_count.
  rewrite !andb_true_iff, !size_length, String.eqb_eq, content_text, !Z.eqb_eq, !Z.leb_le, !forallb_forall.
  intros [[[[[[[H1 H2] H3] H4] H5] H6] H7] H8]. subst rows cols. split; [exact H1|].
  split; [reflexivity|]. split; [reflexivity|]. split; [lia|]. split; [lia|]. split; [|split; [lia|]].
  - apply Forall_forall. intros col Hc. specialize (H6 col Hc). rewrite size_length, Z.eqb_eq in H6. lia.
  - apply Forall_forall. intros w Hw. apply Qle_bool_iff, H8, Hw.
Qed.

Lemma none_negative_sound n l : none_negative (Z.of_nat n) l = true -> List.length l = n /\ Forall (fun q => 0 <= q) l.
Proof.
  unfold none_negative. rewrite andb_true_iff, size_length, Z.eqb_eq, forallb_forall. intros [L H]. split; [lia|].
  apply Forall_forall. intros q Hq. apply Qle_bool_iff, H, Hq.
Qed.
Lemma all2_le x : forall y, all2 Qle_bool x y = true -> Forall2 Qle x y.
Proof.
  induction x as [|a x IH]; intros [|b y] H; try discriminate; constructor; simpl in H;
    destruct (Qle_bool a b) eqn:E; try discriminate; [apply Qle_bool_iff, E|apply IH, H].
Qed.
Lemma check_given_sound n g : check_given (Z.of_nat n) g = true -> given_fit n g.
Proof.
  unfold check_given, given_fit. rewrite !andb_true_iff. intros [[[[[H1 H2] H3] H4] H5] H6].
  split; [|split; [apply Qle_bool_iff, H5|apply all2_le, H6]].
  repeat (constructor; [apply none_negative_sound; assumption|]). constructor.
Qed.

Lemma nth_le x y : Forall2 Qle x y -> forall i, (i < List.length x)%nat -> nth i x 0 <= nth i y 0.
Proof.
  intros H. induction H as [|a b x y L _ IH]; intros [|i] Hi; simpl in *; try lia; [exact L|apply IH; lia].
Qed.
Lemma nth_nonneg l i : Forall (fun q => 0 <= q) l -> 0 <= nth i l 0.
Proof.
  intros H. revert i. induction H as [|q l P _ IH]; intros [|i]; simpl; try apply Qle_refl; [exact P|apply IH].
Qed.

Lemma instance_stands d g it : data_fit d -> given_fit (column_count d) g -> instance_of d g = Some it ->
  let m := row_count d in let n := column_count d in
  Forall2 (fun col j => stands col (below m) (column (entry_of (matrix_entries d)) j)) (cols it) (below n) /\
  stands (ys it) (below m) (number_of (entries (right d))) /\
  stands (weights_are it) (below m) (number_of (weight_entries d)) /\
  stands (ts it) (below n) (number_of (thresholds g)) /\ stands (mus it) (below n) (number_of (ridge g)) /\
  stands (eps_are it) (below n) (number_of (column_radii g)) /\
  stands (gs it) (below n) (number_of (threshold_radii g)) /\ eps_y it == y_radius g.
Proof.
  intros (M1 & N1 & Lc & Lw & Pw) (Lg & P & Q) H m n. unfold instance_of in H.
  unbind H vs E1. unbind H v2 E2. unbind H v3 E3. unbind H v4 E4. unbind H v5 E5.
  destruct vs as [|y0 cols0]; [discriminate|]. injection H as <-. cbn [cols ys weights_are ts mus eps_are gs eps_y].
  apply together_is in E1. inversion E1 as [|? ? ? ? Ey Ec]. subst. apply in_common_is in E2, E3, E4, E5.
  inversion Lg as [|? ? [T1 _] Lg1]; subst. inversion Lg1 as [|? ? [T2 _] Lg2]; subst.
  inversion Lg2 as [|? ? [T3 _] Lg3]; subst. inversion Lg3 as [|? ? [T4 _] _]; subst.
  split; [|split; [|split; [|repeat (split; [apply stands_nth_same; assumption|]); reflexivity]]].
  - apply columns_stand.
    + apply map_length.
    + unfold matrix_entries. apply Forall_forall. intros col Hc. apply in_map_iff in Hc. destruct Hc as [b [<- Hb]].
      rewrite entries_length. rewrite Forall_forall in Lc. apply Lc, Hb.
    + unfold matrix_entries. clear - Ec. induction Ec; constructor; assumption.
  - apply stands_nth_same; [apply entries_length|exact Ey].
  - apply stands_nth_same; [exact Lw|]. clear. induction (weight_entries d); constructor; [reflexivity|assumption].
Qed.

(** ** What is accepted is true *)

Lemma sign_at_spec (R : Z -> nat -> Prop) signs S j : Forall2 R signs S ->
  match sign_at (map Z.of_nat S) signs j with None => ~ In j S | Some z => In j S /\ R z j end.
Proof.
  intros H. induction H as [|z i signs S Rz _ IH]; simpl; [tauto|]. destruct (Z.eqb_spec (Z.of_nat i) (Z.of_nat j)) as
    [E|N].
  - apply Nat2Z.inj in E. subst. auto.
  - destruct (sign_at (map Z.of_nat S) signs j); [tauto|]. intros [->|I]; auto.
Qed.

Lemma weights_nonnegative d : data_fit d -> forall i, (i < row_count d)%nat -> 0 <= number_of (weight_entries d) i.
Proof. intros (_ & _ & _ & _ & P) i _. apply nth_nonneg, P. Qed.
Lemma ridge_nonnegative n g : given_fit n g -> forall j, (j < n)%nat -> 0 <= number_of (ridge g) j.
Proof.
  intros (L & _) j _. inversion L as [|? ? _ L1]; subst. inversion L1 as [|? ? [_ P] _]; subst. apply nth_nonneg, P.
Qed.

Lemma answer_stated n g m weight mu eps r y A a :
  certified_answer m n weight mu (number_of (thresholds g)) eps (number_of (threshold_radii g)) r A y (support a)
    (signs a) ->
  answer_fits n g a.
Proof.
  intros (S & s & x & w & M & N & Names & Sg & (D & Sm & _) & _). unfold answer_fits.
  rewrite Names, map_length. split; [apply (same_length _ _ _ Sg)|]. split.
  - apply FinFun.Injective_map_NoDup; [intros i j; apply Nat2Z.inj|exact D].
  - clear - Sg Sm. revert Sm. induction Sg as [|z i signs S [_ F] _ IH]; intros Sm; simpl; constructor.
    + destruct (Sm i (or_introl eq_refl)) as [L _]. split; [lia|]. rewrite Nat2Z.id. unfold sign_fits, number_of in F.
      destruct (Qeq_bool _ 0); [apply Z.eqb_eq, F|]. apply orb_true_iff in F. rewrite !Z.eqb_eq in F. exact F.
    + apply IH. intros j Hj. apply Sm. right. exact Hj.
Qed.

Section Holds.
Context {K : ordered_field}.
Open Scope field_scope.
Local Notation "0" := (@fzero K) : field_scope.
Add Field K_f : (K_field K) (morphism (of_Q_morph K), constants [f_cst], setoid (K_setoid K) (K_ext K)).

(** T1 for a certified answer: all data within the radii have one minimiser, with the signs stated. *)
Lemma certified_signs m n weight mu thr eps g r A y support signs :
  (forall i, (i < m)%nat -> (0 <= weight i)%Q) -> (forall j, (j < n)%nat -> (0 <= mu j)%Q) ->
  certified_answer m n weight mu thr eps g r A y support signs ->
  forall (A' : nat -> nat -> K) y' l', TrustRegression.in_box m n (into2 A) (into y) (into thr) (into eps) (of_Q r)
    (into g)
    A' y' l' ->
  exists z, (minimises m n (into weight) (into mu) A' y' l' z /\ forall z', minimises m n (into weight) (into mu) A'
    y' l' z' ->
    forall j, (j < n)%nat -> z' j == z j) /\ has_signs n support signs z.
Proof.
  intros W R (S & s & x & w & M & N & Names & Sg & H1 & H2 & H3 & H4) A' y' l' Box.
  destruct (T1_rational (K := K) _ _ _ _ W R _ _ _ _ _ _ _ _ _ _ _ _ H1 H2 H3 H4 A' y' l' Box) as (z & Z1 & Z2 & _ &
    Z4).
  exists z. split; [exact Z1|]. intros j Hj. rewrite Names.
  pose proof (sign_at_spec _ signs S j Sg) as At. destruct (sign_at _ _ j) as [z0|] eqn:E; [|apply Z2; assumption].
  destruct At as [I [E0 _]].
  assert (Nonzero : forall q : Q, (q == s j)%Q -> ~ (q == 0)%Q -> 0 < of_Q q * z j).
  { intros q Eq Nq. rewrite (of_Q_eq K _ _ Eq). apply (Z4 j I). intros Z. apply Nq. rewrite Eq. exact Z. }
  destruct z0 as [|p|p]; try exact Logic.I; destruct p; try exact Logic.I.
  + pose proof (Nonzero 1%Q E0 ltac:(discriminate)) as P. change (of_Q 1 : K) with (1 : K) in P. fra.
  + pose proof (Nonzero (inject_Z (-1)) E0 ltac:(discriminate)) as P.
    assert (Ei : (of_Q (inject_Z (-1)) : K) == -(1)) by (apply (morph_opp (of_Q_morph K) 1%Q)). rewrite Ei in P. fra.
Qed.

Theorem regression_trust_sound c : check_regression_trust c = true -> regression_trust_holds (K := K) c.
Proof.
  unfold check_regression_trust. rewrite !andb_true_iff. intros [[H1 H2] H3].
  destruct (check_data_sound _ _ _ _ _ H1) as (Name & Rows & Cols & Fit). rewrite Cols in H2.
  pose proof (check_given_sound _ _ H2) as Given. destruct (instance_of _ _) as [it|] eqn:It; [|discriminate].
  destruct (instance_stands _ _ _ Fit Given It) as (I1 & I2 & I3 & I4 & I5 & I6 & I7 & I8).
  pose proof (check_stated_sound _ _ _ _ _ _ _ _ _ _ _ I1 I2 I3 I4 I5 I6 I7 I8) as C.
  assert (Fits : forall i, (i < column_count (data c))%nat -> (0 <= number_of (threshold_radii (margins c)) i)%Q /\
    (number_of (threshold_radii (margins c)) i <= number_of (thresholds (margins c)) i)%Q).
  { intros i Hi. destruct Given as (Lg & _ & Le). inversion Lg as [|? ? _ Lg1]; subst. inversion Lg1 as [|? ? _ Lg2];
    subst.
    inversion Lg2 as [|? ? _ Lg3]; subst. inversion Lg3 as [|? ? [Ll Pl] _]; subst.
    split; [apply nth_nonneg, Pl|apply nth_le; [exact Le|]]. rewrite Ll. exact Hi. }
  specialize (C Fits _ H3). unfold regression_trust_holds. repeat (split; [assumption|]).
  split; [eapply answer_stated; exact C|]. intros A y l Box.
  apply (certified_signs _ _ _ _ _ _ _ _ _ _ _ _ (weights_nonnegative _ Fit) (ridge_nonnegative _ _ Given) C A y l Box).
Qed.
End Holds.

Theorem check_regression_trust_sound : forall (K : ordered_field) c, check_regression_trust c = true ->
  regression_trust_holds (K := K) c.
Proof. intros K c. apply regression_trust_sound. Qed.
