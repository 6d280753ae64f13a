(** * Certificates of T2: what is accepted is true *)

From Coq Require Import ZArith QArith Qabs List Lia Setoid Bool Ascii String PeanoNat.
From Barriers Require Import OrderedFields LinearSystems Programs TrustProgram TrustRational.
From Barriers Require Settings.
From Barriers Require Import Json Sha256 Numerals NetworkChecker Intervals Blocks ListSums.
From Barriers Require Import RegressionCertificates RegressionChecker ProgramCertificates ProgramSides.
Import ListNotations.
Open Scope Q_scope.
Local Notation below := LinearSystems.below.
Local Notation over := LinearSystems.over.

(** ** From the certificate to the lists *)

Definition bound_of (l : list (option Q)) (j : nat) : option Q := nth j l None.

Lemma ascending_sound l : forall from to, ascending from to l = true -> ascends from to l.
Proof.
  induction l as [|i l IH]; intros from to H; [exact I|]. cbn [ascending] in H.
  destruct ((from <=? i)%Z && (i <? to)%Z)%bool eqn:E; [|discriminate]. apply andb_true_iff in E. destruct E as [E1 E2].
  apply Z.leb_le in E1. apply Z.ltb_lt in E2. split; [lia|apply IH, H].
Qed.
Lemma ordered_bounds_sound l : forall u, all2 ordered_bounds l u = true -> Forall2 bounds_ordered l u.
Proof.
  induction l as [|a l IH]; intros [|b u] H; try discriminate; constructor; simpl in H;
    destruct (ordered_bounds a b) eqn:E; try discriminate; [|apply IH, H].
  destruct a, b; simpl in *; try exact I. apply Qle_bool_iff, E.
Qed.
Lemma check_program_sound name v rows cols p : check_program name v rows cols p = true ->
  named name v /\ rows = Z.of_nat (program_height p) /\ cols = Z.of_nat (program_width p) /\ program_fits p.
Proof.
  unfold check_program, named, program_fits, program_height, program_width.
  rewrite !andb_true_iff, !size_length, String.eqb_eq, content_text, !Z.eqb_eq, !Z.leb_le, !forallb_forall.
  intros [[[[[[[[H1 H2] H3] H4] H5] H6] H7] H8] H9]. apply ordered_bounds_sound in H9.
  pose proof (same_length _ _ _ H9) as L. subst rows cols.
  split; [exact H1|]. split; [reflexivity|]. split; [reflexivity|]. split; [lia|]. split; [lia|]. split; [|split;
    [lia|split; [lia|split; [lia|exact H9]]]].
  apply Forall_forall. intros col Hc. specialize (H6 col Hc). rewrite !andb_true_iff, !size_length, Z.eqb_eq,
    forallb_forall in H6.
  destruct H6 as [[A1 A2] A3]. split; [apply ascending_sound, A1|]. split; [lia|].
  apply Forall_forall. intros z Hz E. specialize (A3 z Hz). subst z. discriminate.
Qed.
Lemma check_tolerance_sound n t : check_tolerance (Z.of_nat n) t = true -> tolerance_fits n t.
Proof.
  unfold check_tolerance, tolerance_fits. rewrite !andb_true_iff, !Qle_bool_iff. intros [[H1 H2] H3].
  split; [exact H1|]. split; [exact H2|apply ascending_sound, H3].
Qed.

Lemma dense_length {A} (shape : list A) : forall rows values k, List.length (dense rows values k shape) = List.length
  shape.
Proof.
  induction shape as [|a shape IH]; intros rows values k; [reflexivity|]. simpl.
  destruct rows as [|i rows], values as [|q values]; try destruct (i =? k)%Z; simpl; f_equal; apply IH.
Qed.
Lemma dense_same {A} (shape : list A) : forall rows values values' k, Forall2 Qeq values values' ->
  Forall2 Qeq (dense rows values k shape) (dense rows values' k shape).
Proof.
  induction shape as [|a shape IH]; intros rows values values' k H; [constructor|]. simpl.
  destruct rows as [|i rows]; [destruct H; constructor; try reflexivity; apply IH; constructor|].
  destruct H as [|q q' values values' E H]; [constructor; [reflexivity|apply IH; constructor]|].
  destruct (i =? k)%Z; constructor; try assumption; try reflexivity; apply IH; [exact H|constructor; assumption].
Qed.
Lemma radius_same t q q' : q == q' -> radius_of t q == radius_of t q'.
Proof.
  intros E. unfold radius_of. replace (Qeq_bool q' 0) with (Qeq_bool q 0).
  - destruct (Qeq_bool q 0); [reflexivity|]. rewrite E. reflexivity.
  - apply eq_true_iff_eq. rewrite !Qeq_bool_iff, E. reflexivity.
Qed.
Lemma radius_in_same t (e : bool) q q' : q == q' -> (if e then 0 else radius_of t q) == (if e then 0 else radius_of t
  q').
Proof. intros E. destruct e; [reflexivity|apply radius_same, E]. Qed.
Lemma radii_same t (e : bool) l l' : Forall2 Qeq l l' ->
  Forall2 Qeq (map (fun q => if e then 0 else radius_of t q) l) (map (fun q => if e then 0 else radius_of t q) l').
Proof. intros H. induction H as [|q q' l l' E _ IH]; constructor; [apply radius_in_same, E|exact IH]. Qed.

Lemma map2_length {A B C} (h : A -> B -> C) l : forall k, List.length k = List.length l -> List.length (map2 h l k) =
  List.length l.
Proof. induction l as [|a l IH]; intros [|b k] L; try discriminate; [reflexivity|]. simpl in *. f_equal. apply IH.
  congruence. Qed.

Lemma zprogram_stands p t z : program_fits p -> zprogram_of p t = Some z ->
  let m := program_height p in let n := program_width p in
  Forall2 (fun col j => stands col (below m) (fun a => entry_of (program_entries p) a j)) (zcols z) (below n) /\
  Forall2 (fun col j => stands col (below m) (fun a => entry_of (column_radii_of t p) a j)) (col_radii z) (below n) /\
  stands (zdemand z) (below m) (number_of (entries (demand p))) /\
  stands (zprice z) (below n) (number_of (entries (price p))) /\
  stands (demand_radii z) (below m) (number_of (demand_radii_of t p)) /\
  stands (price_radii z) (below n) (number_of (price_radii_of t p)) /\
  Forall2 (fun o j => o = bound_of (lower p) j) (zlower z) (below n) /\
  Forall2 (fun o j => o = bound_of (upper p) j) (zupper z) (below n).
Proof.
  intros (M1 & N1 & Fc & Lp & Lu & Ll & Or) H m n. unfold zprogram_of in H. unbind H l E.
  destruct l as [|b [|c cols]]; try discriminate. injection H as <-. cbn [zcols zdemand zprice zlower zupper col_radii
    demand_radii price_radii].
  apply together_is in E. inversion E as [|? ? ? ? Eb E']. subst. inversion E' as [|? ? ? ? Ec Es]. subst. clear E E'.
  assert (Dense : Forall2 (fun col col' => Forall2 Qeq col col') (densely p cols) (program_entries p)).
  { unfold densely, program_entries. remember (map snd (sparse p)) as bs eqn:Eb0. revert cols Es.
    generalize (sparse p) as sp, bs, Eb0.
    induction sp as [|col sp IH]; intros bs' E0 cols Es; subst bs'; simpl in Es; inversion Es; subst; simpl;
      constructor.
    - apply dense_same. assumption.
    - eapply IH; [reflexivity|assumption]. }
  assert (Lentries : List.length (program_entries p) = n) by apply map_length.
  assert (Fentries : Forall (fun col => List.length col = m) (program_entries p)).
  { apply Forall_forall. intros col Hc. apply in_map_iff in Hc. destruct Hc as [k [<- _]]. apply dense_length. }
  assert (Lex : List.length (exact_flags t p) = n) by apply flags_length.
  split; [|split; [|split; [|split; [|split; [|split; [|split]]]]]].
  - exact (columns_stand _ _ m n Lentries Fentries Dense).
  - apply (columns_stand _ (column_radii_of t p) m n).
    + unfold column_radii_of. rewrite map2_length; [exact Lex|]. congruence.
    + unfold column_radii_of. clear - Fentries. revert Fentries. generalize (exact_flags t p).
      generalize (program_entries p).
      induction l as [|col l IH]; intros [|e es] F; simpl; constructor; inversion F; subst.
      * rewrite map_length. assumption.
      * apply IH. assumption.
    + unfold column_radii_of. clear - Dense. revert Dense. generalize (exact_flags t p). generalize (densely p cols).
      intros d es Dense. revert es. induction Dense as [|col col' d d' Ed _ IH]; intros [|e es]; simpl; constructor;
        [apply radii_same, Ed|apply IH].
  - apply stands_nth_same; [apply entries_length|exact Eb].
  - apply stands_nth_same; [rewrite entries_length; exact Lp|exact Ec].
  - apply stands_nth_same; [unfold demand_radii_of; rewrite map_length, entries_length; reflexivity|].
    unfold demand_radii_of. clear - Eb. induction Eb as [|q q' l l' E _ IH]; constructor; [apply radius_same,
      E|exact IH].
  - apply stands_nth_same; [unfold price_radii_of; rewrite map2_length; [exact Lex|]; rewrite entries_length, Lp;
    symmetry; exact Lex|].
    unfold price_radii_of. clear - Ec. revert Ec. generalize (exact_flags t p) (entries (price p)). intros es l Ec.
      revert es.
    induction Ec as [|q q' l l' E _ IH]; intros [|e es]; simpl; constructor; [apply radius_in_same, E|apply IH].
  - unfold bound_of, n. rewrite <- Ll. apply list_nth.
  - unfold bound_of, n. rewrite <- Lu. apply list_nth.
Qed.

Lemma nth_ordered l u : Forall2 bounds_ordered l u -> forall j, bounds_ordered (bound_of l j) (bound_of u j).
Proof.
  intros H. induction H as [|a b l u E _ IH]; intros [|j]; unfold bound_of in *; simpl; try exact I; [exact E|apply IH].
Qed.

(** ** What is accepted is true *)

Lemma basis_stated m n lows highs A E b c f g columns places :
  certified_basis m n (bound_of lows) (bound_of highs) A E b c f g columns places ->
  basis_suits m n lows highs columns places.
Proof.
  intros (B & x & u & w & v & M & Names & Lp & Suit & (D & LB & Pw & _) & _). unfold basis_suits. rewrite Names.
  split; [rewrite map_length; exact LB|]. split; [apply FinFun.Injective_map_NoDup; [intros i j;
    apply Nat2Z.inj|exact D]|].
  split.
  - apply Forall_forall. intros z Hz. apply in_map_iff in Hz. destruct Hz as [i [<- Hi]]. destruct (Pw i Hi) as [L _].
    lia.
  - split; [exact Lp|]. intros j Hj. specialize (Suit j Hj).
    assert (Same : (if in_dec Z.eq_dec (Z.of_nat j) (map Z.of_nat B) then true else false) =
      (if in_dec Nat.eq_dec j B then true else false)).
    { destruct (in_dec Nat.eq_dec j B) as [I|I], (in_dec Z.eq_dec (Z.of_nat j) (map Z.of_nat B)) as [J|J];
      try reflexivity; exfalso.
      - apply J, in_map, I.
      - apply in_map_iff in J. destruct J as [i [Ei Hi]]. apply Nat2Z.inj in Ei. subst. contradiction. }
    rewrite Same. exact Suit.
Qed.

Section Holds.
Context {K : ordered_field}.
Open Scope field_scope.
Local Notation "0" := (@fzero K) : field_scope.
Add Field K_g : (K_field K) (morphism (of_Q_morph K), constants [f_cst], setoid (K_setoid K) (K_ext K)).

(** T2 for a certified basis: all data within the radii have one minimiser, at the places stated. *)
Lemma certified_optimal m n lows highs A E b c f g columns places :
  certified_basis m n (bound_of lows) (bound_of highs) A E b c f g columns places ->
  forall (A' : nat -> nat -> K) (b' c' : nat -> K),
  TrustProgram.in_box m n (into2 A) (into b) (into c) (into2 E) (into f) (into g) A' b' c' ->
  exists x, one_optimal_is m n lows highs A' b' c' x /\ based_on m n lows highs columns places A' x.
Proof.
  intros (B & x & u & w & v & M & Names & _ & Suit & H1 & H2 & H3 & H4 & H5) A' b' c' Box.
  destruct (T2_rational (K := K) _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ H1 H2 H3 H4 H5 A' b' c' Box) as [Inj (x' & Opt &
    Out & On)].
  assert (Back : map Z.to_nat (map Z.of_nat B) = B) by (rewrite map_map; erewrite map_ext; [apply map_id|intros i;
    apply Nat2Z.id]).
  exists x'. split; [exact Opt|]. split.
  - rewrite Names, Back. intros e Ker i Hi. apply (Inj e Ker). apply in_map_iff in Hi. destruct Hi as [k [Ek Hk]].
    apply Nat2Z.inj in Ek. subst. exact Hk.
  - intros j Hj. specialize (Suit j Hj). destruct (in_dec Nat.eq_dec j B) as [I|I].
    + simpl in Suit. rewrite Suit. cbn. destruct (On j I) as (_ & P & Q). split; assumption.
    + assert (Same : forall bound, equals bound (x j) -> equals (option_map of_Q bound) (x' j)).
      { intros bound Q. apply (into_equals (K := K)) in Q. destruct bound as [q|]; [|exact Q]. simpl in *. rewrite Q.
        symmetry. exact (Out j Hj I). }
      destruct H1 as (_ & _ & _ & _ & P). specialize (P j Hj I). unfold placed in P. unfold place_suits in Suit.
        cbn in Suit.
      unfold bound_in. unfold bound_of in *.
      assert (Which : nth j places zero = "L"%char \/ nth j places zero = "U"%char \/ nth j places zero = "F"%char).
      { destruct (nth j lows None), (nth j highs None); try destruct (Qeq_bool _ _); tauto. }
      destruct Which as [W|[W|W]]; rewrite W in *; cbn in P |- *; destruct P as [P1 P2]; try (apply Same, P1).
      split; apply Same; assumption.
Qed.

Theorem program_trust_sound c : check_program_trust c = true -> program_trust_holds (K := K) c.
Proof.
  unfold check_program_trust. rewrite !andb_true_iff. intros [[H1 H2] H3].
  destruct (check_program_sound _ _ _ _ _ H1) as (Name & Rows & Cols & Fit). rewrite Cols in H2.
  apply check_tolerance_sound in H2. destruct (zprogram_of _ _) as [z|] eqn:Z; [|discriminate].
  destruct (zprogram_stands _ _ _ Fit Z) as (I1 & I2 & I3 & I4 & I5 & I6 & I7 & I8).
  assert (Or : forall j, (j < program_width (posed_program c))%nat ->
    bounds_ordered (bound_of (lower (posed_program c)) j) (bound_of (upper (posed_program c)) j)).
  { intros j _. apply nth_ordered, Fit. }
  pose proof (check_basis_sound _ _ _ _ _ _ _ _ _ _ _ I1 I2 I3 I4 I5 I6 I7 I8 Or _ H3) as C.
  unfold program_trust_holds. repeat (split; [assumption|]). split; [eapply basis_stated; exact C|].
  intros A b d Box. exact (certified_optimal _ _ _ _ _ _ _ _ _ _ _ _ C A b d Box).
Qed.
End Holds.

Theorem check_program_trust_sound : forall (K : ordered_field) c, check_program_trust c = true ->
  program_trust_holds (K := K) c.
Proof. intros K c. apply program_trust_sound. Qed.
