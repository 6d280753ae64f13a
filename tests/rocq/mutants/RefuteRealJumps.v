(** * Mutants of J, X1 and X2 over R

    Over R no event has to be asked for beyond those of which a probability is said: what happens on the limit from
    readings of levels [<= m] is, whether an event or not, in the event that members beyond m are missed ([missed]).

    The instances: families of which the members beyond 1 are alike, one, two or three outcomes, and algorithms that
    read evaluation 0 at one level. *)

From Coq Require Import QArith List Lia PeanoNat.
From Coq Require Import ClassicalDedekindReals Raxioms RIneq Rbasic_fun Rfunctions R_Ifp Rlimit Rseries Lra.
From Coq Require Qreals.
From Barriers Require Import RealField ProbabilitySpaces Algorithms Computation GeneralAlgorithms RealComputation
  RealVacuity.
From Mutants Require Import RefuteGeneral.
Import ListNotations.
Open Scope R_scope.

(** ** What holds *)

Section Probability.
Context (P : real_probability_space).
Implicit Types A B : sample P -> Prop.

Lemma Prob_one A : measurable P A -> Prob P A <= 1.
Proof.
  intros M. rewrite <- (Prob_all P). apply Prob_monotone; [exact M | apply measurable_all | trivial].
Qed.
Lemma Prob_not_negative A : measurable P A -> 0 <= Prob P A.
Proof.
  intros M. pose proof (measurable_all P) as MT.
  pose proof (Prob_additive P _ _ MT MT) as E.
  pose proof (Prob_monotone P _ _ MT (measurable_and P _ _ MT MT) (fun w t => conj t t)).
  pose proof (Prob_all P).
  pose proof (Prob_monotone P _ A (measurable_and P _ _ MT (measurable_not P _ MT)) M
    (fun w h => False_ind _ (proj2 h (proj1 h)))).
  pose proof (Prob_one _ (measurable_and P _ _ MT MT)). lra.
Qed.

(** What misses, on each outcome, all but finitely many of infinitely many events of probability d at least, has
    probability 1 - d at most. *)
Lemma missed S (B : nat -> sample P -> Prop) d : measurable P S -> (forall n, measurable P (B n)) ->
  (forall m, exists n, (m <= n)%nat /\ d <= Prob P (B n)) ->
  (forall w, S w -> exists m, forall n, (m <= n)%nat -> B n w -> False) -> Prob P S + d <= 1.
Proof.
  intros MS MB L H. pose proof (measurable_all P) as MT.
  pose (U := fun m w => exists n, B (m + n)%nat w).
  assert (MU : forall m, measurable P (U m)) by (intros m; apply (measurable_union P (fun n => B (m + n)%nat));
    intros; apply MB).
  pose (E := fun m w => True /\ ~ U m w).
  assert (ME : forall m, measurable P (E m)) by (intros m; apply measurable_and; [exact MT | apply measurable_not, MU]).
  assert (B1 : forall m, Prob P (E m) <= 1 - d).
  { intros m. pose proof (Prob_additive P _ _ MT (MU m)) as A. rewrite Prob_all in A. fold (E m) in A.
    destruct (L m) as (n & Hn & Ln).
    pose proof (Prob_monotone P (B n) (fun w => True /\ U m w) (MB n) (measurable_and P _ _ MT (MU m))) as I.
    assert (Prob P (B n) <= Prob P (fun w => True /\ U m w)).
    { apply I. intros w Bw. split; [exact Logic.I |]. exists (n - m)%nat. replace (m + (n - m))%nat with n by lia.
      exact Bw. }
    lra. }
  assert (C : Un_cv (fun m => Prob P (E m)) (Prob P (fun w => exists m, E m w))).
  { apply Prob_continuous; [exact ME |]. intros m w [_ N]. split; [exact Logic.I |]. intros [n Bn]. apply N.
    exists (Datatypes.S n). replace (m + Datatypes.S n)%nat with (Datatypes.S m + n)%nat by lia. exact Bn. }
  assert (I : Prob P S <= Prob P (fun w => exists m, E m w)).
  { apply Prob_monotone; [exact MS | apply measurable_union, ME |]. intros w Sw. destruct (H w Sw) as [m N].
    exists m. split; [exact Logic.I |]. intros [n Bn]. apply (N (m + n)%nat); [lia | exact Bn]. }
  destruct (Rle_lt_dec (Prob P S + d) 1) as [G | G]; [exact G |]. exfalso.
  destruct (C (Prob P S + d - 1) ltac:(lra)) as [m Hm]. specialize (Hm m (le_n m)). specialize (B1 m).
  unfold R_dist in Hm. apply Rabs_def2 in Hm. lra.
Qed.

Lemma empty_event A : measurable P A -> (forall w, ~ A w) -> Prob P A <= 0.
Proof.
  intros M N. pose proof (measurable_all P) as MT.
  pose proof (missed (fun _ => True) (fun _ => A) (Prob P A) MT (fun _ => M)) as H. rewrite Prob_all in H.
  assert (1 + Prob P A <= 1); [| lra]. apply H.
  - intros m. exists m. split; [apply le_n | apply Rle_refl].
  - intros w _. exists O. intros n _. apply N.
Qed.

Context {D : oracle -> Prop} {M : Type} (answers : nat -> oracle) (right : nat -> M -> Prop).
Hypothesis answers_occur : forall n, D (answers n).
Hypothesis answered_alike : forall m n, (m < n)%nat -> agree m (answers O) (answers n).
Hypothesis right_not_both : exists N, forall n x, (N <= n)%nat -> right O x -> right n x -> False.

(** J without events of readings. *)
Lemma half_without_events (A : general_algorithm D (sample P) M) b :
  (forall n, measurable P (ends A (answers n) (right n))) ->
  (forall n, b <= Prob P (ends A (answers n) (right n))) -> b <= 1 / 2.
Proof.
  intros Me B. destruct right_not_both as [N X].
  pose proof (missed (ends A (answers O) (right O)) (fun n => ends A (answers n) (right n)) b (Me O) Me) as H.
  specialize (B O) as B0. assert (Prob P (ends A (answers O) (right O)) + b <= 1); [| lra]. apply H.
  - intros m. exists m. split; [apply le_n | apply B].
  - intros w (x & r & E & Rx). destruct (some_level r) as [m L]. exists (Datatypes.S (Nat.max N m)). intros n Hn Y.
    apply (not_both m A (answers O) (answers n) (right O) (right n) w (answers_occur _) (answers_occur _)).
    + apply answered_alike. lia.
    + intros y. apply X. lia.
    + exists x, r. auto.
    + exact Y.
Qed.

(** X2: what raises the flag on the limit, and is right there, raises it falsely on all members from some one on. *)
Lemma flags_without_events (A : general_algorithm D (sample P) (M * bool)) c :
  let raised n := ends A (answers n) (fun y => snd y = true) in
  let raised_falsely n := ends A (answers n) (fun y => snd y = true /\ ~ right n (fst y)) in
  measurable P (raised O) -> (forall n, measurable P (raised_falsely n)) ->
  (forall n, Prob P (raised_falsely n) <= c) -> Prob P (raised O) <= 2 * c.
Proof.
  intros raised raised_falsely Mr Mf C. destruct right_not_both as [N X].
  pose proof (Prob_additive P _ _ Mr (Mf O)) as A1. pose proof (C O).
  assert (M1 : measurable P (fun w => raised O w /\ raised_falsely O w)) by (apply measurable_and; auto).
  assert (M2 : measurable P (fun w => raised O w /\ ~ raised_falsely O w)) by (apply measurable_and; [auto | apply
    measurable_not; auto]).
  pose proof (Prob_monotone P _ _ M1 (Mf O) (fun w h => proj2 h)).
  pose proof (measurable_all P) as MT.
  pose proof (missed (fun w => raised O w /\ ~ raised_falsely O w) (fun n w => True /\ ~ raised_falsely n w) (1 - c) M2
    (fun n => measurable_and P _ _ MT (measurable_not P _ (Mf n)))) as H1.
  assert (Prob P (fun w => raised O w /\ ~ raised_falsely O w) + (1 - c) <= 1); [| fold (raised_falsely O) in *; lra].
  apply H1.
  - intros m. exists m. split; [apply le_n |]. pose proof (Prob_additive P _ _ MT (Mf m)) as A2. rewrite Prob_all in A2.
    pose proof (Prob_monotone P (fun w => True /\ raised_falsely m w) _ (measurable_and P _ _ MT (Mf m)) (Mf m)
      (fun w h => proj2 h)). pose proof (C m). lra.
  - intros w [(y & r & E & Y) Nf]. destruct (some_level r) as [m L]. exists (Datatypes.S (Nat.max N m)). intros n Hn
    [_ Nn].
    apply Nf. exists y, r. split; [exact E |]. split; [exact Y |]. intros R0. apply Nn. exists y, r. split.
    + apply (same_end m A (answers O)); auto. apply answered_alike. lia.
    + split; [exact Y |]. intros Rn. exact (X n (fst y) ltac:(lia) R0 Rn).
Qed.
End Probability.

(** X1: members whose flag is not the limit's. *)
Section Flags.
Context (P : real_probability_space) {D : oracle -> Prop} {M : Type} (answers : nat -> oracle) (right : nat -> M ->
  Prop).
Hypothesis answers_occur : forall n, D (answers n).
Hypothesis answered_alike : forall m n, (m < n)%nat -> agree m (answers O) (answers n).
Hypothesis right_not_both : exists N, forall n x, (N <= n)%nat -> right O x -> right n x -> False.
Context (t : general_algorithm D unit M) (E : general_algorithm D (sample P) bool) (b : R).
Let flag n := general_flag t (answers n) (right n).

Lemma flags_half :
  (forall n, measurable P (ends E (answers n) (flag n))) ->
  flag O true \/ infinitely_often (fun n => flag n true) ->
  (forall n, b <= Prob P (ends E (answers n) (flag n))) -> b <= 1 / 2.
Proof.
  intros Me F B. destruct right_not_both as [N X].
  assert (T : flag O true -> b <= 1 / 2).
  { intros (x & r & Ex & Rx). destruct (some_level r) as [l Lr].
    assert (K : exists N, forall n y, (N <= n)%nat -> flag O y -> flag n y -> False).
    { exists (Datatypes.S (Nat.max N l)). intros n y Hn Y0 Y.
      assert (Ex' : halts t tt (answers n) x r) by (apply (same_end l t (answers O)); auto; apply answered_alike; lia).
      destruct y; [| apply Y0; exists x, r; auto]. destruct Y as (z & r' & Ez & Rz).
      rewrite (halts_once _ _ _ t tt _ z x r' r (answers_occur n) Ez Ex') in Rz. apply (X n x); [lia | exact Rx |
        exact Rz]. }
    exact (half_without_events P answers flag answers_occur answered_alike K E b Me B). }
  destruct F as [F | F]; [exact (T F) |].
  destruct (sig_not_dec (flag O true)) as [NN | No].
  { destruct (Rle_lt_dec b (1 / 2)) as [G | G]; [exact G |]. exfalso. apply NN. intros Y. specialize (T Y). lra. }
  pose (Bn := fun n => if sig_not_dec (flag n true) then ends E (answers n) (flag n) else fun _ => ~ True).
  assert (MB : forall n, measurable P (Bn n)).
  { intros n. unfold Bn. destruct (sig_not_dec _); [apply Me | apply measurable_not, measurable_all]. }
  pose proof (missed P (ends E (answers O) (flag O)) Bn b (Me O) MB) as H. pose proof (B O).
  assert (Prob P (ends E (answers O) (flag O)) + b <= 1); [| lra]. apply H.
  - intros m. destruct (F m) as (n & Hn & Y). exists n. split; [exact Hn |]. unfold Bn.
    destruct (sig_not_dec _) as [_ | Z]; [apply B | contradiction (Z Y)].
  - intros w (x & r & Ex & Rx). destruct (some_level r) as [l Lr]. exists (Datatypes.S l). intros n Hn Y. unfold Bn in
    Y.
    destruct (sig_not_dec _) as [NN | _]; [| exact (Y Logic.I)]. apply NN. intros Z.
    destruct x; [exact (No Rx) |]. destruct Y as (y & r' & Ey & Ry).
    assert (Ex' : halts E w (answers n) false r) by (apply (same_end l E (answers O)); auto; apply answered_alike; lia).
    rewrite (halts_once _ _ _ E w _ y false r' r (answers_occur n) Ey Ex') in Ry. exact (Ry Z).
Qed.
End Flags.

(** The nearest answer about the limit, wherever it is admissible. *)
Definition as_if {Omega} (f : Omega -> nat -> R) (limit iota : Omega) : oracle := fun k l =>
  if Rle_lt_dec (Rabs (Q2R (real_nearest (f limit k) l) - f iota k)) ((1 / 2) ^ l)
  then real_nearest (f limit k) l else real_nearest (f iota k) l.

Lemma as_if_admissible {Omega} (f : Omega -> nat -> R) limit iota : real_admissible (f iota) (as_if f limit iota).
Proof.
  intros k l. unfold as_if. destruct (Rle_lt_dec _ _) as [L |]; [| apply (real_nearest_admissible (f iota) k l)].
  split; [eexists; reflexivity | exact L].
Qed.
Lemma as_if_limit {Omega} (f : Omega -> nat -> R) limit k l : as_if f limit limit k l = real_nearest (f limit k) l.
Proof. unfold as_if. destruct (Rle_lt_dec _ _); reflexivity. Qed.
Lemma as_if_agrees {Omega} (f : Omega -> nat -> R) limit iota n m : (m < n)%nat ->
  (forall k, Rabs (f iota k - f limit k) <= (1 / 2) ^ n) -> agree m (as_if f limit limit) (as_if f limit iota).
Proof.
  intros L C k l H. rewrite as_if_limit. unfold as_if. destruct (Rle_lt_dec _ _) as [| G]; [reflexivity | exfalso].
  pose proof (real_nearest_error (f limit k) l) as E. specialize (C k).
  pose proof (half_decreases (S l) n ltac:(lia)).
  pose proof (Rabs_triang (Q2R (real_nearest (f limit k) l) - f limit k) (- (f iota k - f limit k))) as T.
  rewrite Rabs_Ropp in T.
  replace (Q2R (real_nearest (f limit k) l) - f limit k + - (f iota k - f limit k))
    with (Q2R (real_nearest (f limit k) l) - f iota k) in T by ring. 
  change ((1 / 2) ^ S l) with (1 / 2 * (1 / 2) ^ l) in *. set (h := (1 / 2) ^ l) in *. set (u := (1 / 2) ^ n) in *.
  clearbody h u. lra.
Qed.

(** J for all inputs among which is such a family, at most 2^-n from the limit. *)
Section Jump.
Context {X : Metric_Space} {Omega : Type} (f : Omega -> nat -> R) (Xi : Omega -> Base X -> Prop) (member : nat ->
  Omega).
Hypothesis close : forall n k, (2 <= n)%nat -> Rabs (f (member n) k - f (member O) k) <= (1 / 2) ^ n.

(** From the third member on answers are alike; the first two are left out. *)
Lemma jump_any : exists information, (forall iota, real_admissible (f iota) (information iota)) /\
  forall alpha (P : real_probability_space)
    (A : general_algorithm (given information (fun _ => True)) (sample P) (Base X)) b,
  (exists N, forall n x, (N <= n)%nat -> within alpha (Xi (member O)) x -> within alpha (Xi (member n)) x -> False) ->
  (forall iota, measurable P (ends A (information iota) (within alpha (Xi iota)))) ->
  (forall iota, b <= Prob P (ends A (information iota) (within alpha (Xi iota)))) -> b <= 1 / 2.
Proof.
  exists (as_if f (member O)). split; [apply as_if_admissible |]. intros alpha P A b [N H] Me B.
  pose (shift := fun n => match n with O => O | S n => S (S n) end).
  apply (half_without_events P (fun n => as_if f (member O) (member (shift n)))
    (fun n => within alpha (Xi (member (shift n))))) with (A := A).
  - intros n. eexists. split; [exact I | reflexivity].
  - intros m n L. destruct n as [| n]; [lia |]. apply (as_if_agrees f _ _ (S (S n))); [lia |]. intros k. apply close.
    lia.
  - exists (S N). intros n x Hn. destruct n as [| n]; [lia |]. apply (H (S (S n))). lia.
  - intros n. apply Me.
  - intros n. apply B.
Qed.
End Jump.

(** The gap leaves nothing that is right about the limit and about members, or about one member. *)
Section Gaps.
Context {X : Metric_Space} {kappa alpha : R} {S T : Base X -> Prop}.
Lemma within_negative x : alpha < 0 -> within alpha S x -> False.
Proof.
  intros L W. destruct (W (- alpha / 2) ltac:(lra)) as (s & _ & H). pose proof (dist_pos X x s). lra.
Qed.
Lemma three_are_enough x : gap_at_least kappa S T -> 3 * alpha < kappa -> within alpha S x -> within alpha T x -> False.
Proof.
  intros G L HS. destruct (Rlt_le_dec alpha 0) as [H | H]; [destruct (within_negative x H HS) |].
  apply (within_not_both kappa alpha S T x G); [lra | exact HS].
Qed.
End Gaps.

Ltac near_members C :=
  let n := fresh in let k := fresh in let N := fresh in
  intros n k N; eapply Rle_trans; [apply C; lia | apply pow_incr; lra].
Ltac excluded A L :=
  let n := fresh in let x := fresh in let N := fresh in let Y := fresh in let Z := fresh in
  exists 2%nat; intros n x N Y Z;
  first [ exact (within_not_both _ _ _ _ x (A n ltac:(lia)) L Z Y)
        | exact (three_are_enough x (A n ltac:(lia)) L Z Y)
        | exact (within_not_both _ _ _ _ x (A n ltac:(lia)) L Z Z) ].
(** Nothing is right about member 1. *)
Lemma nothing_right (P : real_probability_space) {D M} (A : general_algorithm D (sample P) M) o (G : M -> Prop) b :
  (forall x, ~ G x) -> measurable P (ends A o G) -> b <= Prob P (ends A o G) -> b <= 1 / 2.
Proof.
  intros N Me B. assert (Prob P (ends A o G) <= 0); [| lra]. apply empty_event; [exact Me |].
  intros w (x & r & _ & H). exact (N x H).
Qed.
Ltac jump_holds I B A member :=
  eexists; split; [first [exact I | exists (member O); apply I] |];
  let alpha := fresh in let L := fresh in intros alpha L;
  first
    [ let P := fresh in let A' := fresh in let b := fresh in let Me := fresh in let H := fresh in
      intros P A' b;
      first [ intros Me _ H | intros Me H ];
      first
        [ apply (B alpha P A' b); [excluded A L | exact Me | exact H]
        | refine (nothing_right P A' _ _ b _ (Me (member 1%nat)) (H (member 1%nat)));
          let x := fresh in let Z := fresh in intros x Z; exact (within_not_both _ _ _ _ x (A 1%nat (le_n 1)) L Z Z) ]
    | exists sure, (follow _ says_nothing), 0; intros; lra ].
Ltac prove_RealComputation_J_real :=
  let C := fresh in let A := fresh in let i := fresh in let I := fresh in let B := fresh in
  intros X f S kappa C A; destruct (jump_any f S (fun n => n) ltac:(near_members C)) as (i & I & B);
  jump_holds I B A (fun n : nat => n).
Ltac prove_RealComputation_J_real_larger :=
  let C := fresh in let A := fresh in let i := fresh in let I := fresh in let B := fresh in
  intros X Omega f S member index kappa;
  first [ intros _ _ C A | intros _ C A ];
  destruct (jump_any f S member ltac:(near_members C)) as (i & I & B); jump_holds I B A member.

Lemma jump_alike (f : nat -> nat -> R) m n : (m < n)%nat -> agree m (real_jump_information f O) (real_jump_information
  f n).
Proof. destruct n as [| n]; [lia |]. intros L. apply (as_real_limit_agrees (f O) (f (S n)) (S n) m). lia. Qed.
Ltac prove_RealComputation_X1_real_jump :=
  first
    [ intros X f S kappa alpha A L P D H t E b;
      let Me := fresh in let J := fresh in let B := fresh in cbv zeta;
      first [intros Me _ J B | intros Me J B];
      exact (flags_half P (real_jump_information f) (fun n => within alpha (S n)) H (jump_alike f) ltac:(excluded A L)
        t E b Me J B)
    | intros X f S kappa alpha A L P D H; exists (follow _ says_nothing), (follow _ says_nothing), 0; intros; lra ].
Ltac prove_RealComputation_X2_real_jump :=
  first
    [ intros X f S kappa alpha A L P D H A' c;
      let Mr := fresh in let Mf := fresh in let B := fresh in cbv zeta;
      first [intros _ Mr Mf B | intros Mr Mf B];
      let G := fresh in
      pose proof (flags_without_events P (real_jump_information f) (fun n => within alpha (S n)) H (jump_alike f)
        ltac:(excluded A L) A' c Mr Mf B) as G;
      first [exact G | pose proof (Prob_not_negative P _ (Mf O)); specialize (B O); lra]
    | intros X f S kappa alpha A L P D H; exists (follow _ says_nothing), 1; cbv zeta; intros;
      match goal with h : measurable _ ?A |- Prob _ ?A <= _ => pose proof (Prob_one P A h); lra end ].

(** ** Two and three outcomes *)

(** A fair coin. *)
Definition fair : real_probability_space.
Proof.
  refine {| sample := bool; measurable := fun _ => True; Prob := fun A => (truth (A true) + truth (A false)) / 2 |};
    auto.
  - rewrite !truth_true by tauto. lra.
  - intros A B _ _ H. pose proof (truth_monotone _ _ (H true)). pose proof (truth_monotone _ _ (H false)). lra.
  - intros A B _ _.
    pose proof (Prob_additive sure (fun _ => A true) (fun _ => B true) I I).
    pose proof (Prob_additive sure (fun _ => A false) (fun _ => B false) I I). simpl in *. lra.
  - intros A _ H e He.
    destruct (Prob_continuous sure (fun n _ => A n true) (fun _ => I) (fun n _ => H n true) e He) as [i Hi].
    destruct (Prob_continuous sure (fun n _ => A n false) (fun _ => I) (fun n _ => H n false) e He) as [j Hj].
    exists (Nat.max i j). intros n Hn. specialize (Hi n ltac:(lia)). specialize (Hj n ltac:(lia)). simpl in *.
    unfold R_dist in *. apply Rabs_def2 in Hi. apply Rabs_def2 in Hj. apply Rabs_def1; lra.
Defined.

(** Outcome [None] is almost sure; no event tells the two others apart, and what does is given a wrong number. *)
Definition null : real_probability_space.
Proof.
  refine {| sample := option bool; measurable := fun A => A (Some true) <-> A (Some false);
            Prob := fun A => truth (A None) + truth (A (Some true)) - truth (A (Some false)) |}.
  - tauto.
  - tauto.
  - tauto.
  - intros A H. split; intros [n An]; exists n; apply H, An.
  - rewrite !truth_true by tauto. lra.
  - intros A B MA MB H. pose proof (truth_monotone _ _ (H None)).
    pose proof (truth_monotone _ _ (proj1 MA)). pose proof (truth_monotone _ _ (proj2 MA)).
    pose proof (truth_monotone _ _ (proj1 MB)). pose proof (truth_monotone _ _ (proj2 MB)). lra.
  - intros A B MA MB.
    pose proof (Prob_additive sure (fun _ => A None) (fun _ => B None) I I).
    pose proof (Prob_additive sure (fun _ => A (Some true)) (fun _ => B (Some true)) I I).
    pose proof (Prob_additive sure (fun _ => A (Some false)) (fun _ => B (Some false)) I I). simpl in *. lra.
  - intros A MA H e He.
    destruct (Prob_continuous sure (fun n _ => A n None) (fun _ => I) (fun n _ => H n None) e He) as [i Hi].
    exists i. intros n Hn. specialize (Hi n Hn). simpl in *. unfold R_dist in *.
    assert (E : forall n, truth (A n (Some true)) = truth (A n (Some false))).
    { intros j. apply Rle_antisym; apply truth_monotone, MA. }
    assert (E' : truth (exists n, A n (Some true)) = truth (exists n, A n (Some false))).
    { apply Rle_antisym; apply truth_monotone; intros [j Aj]; exists j; apply MA, Aj. }
    rewrite E, E'. apply Rabs_def2 in Hi. apply Rabs_def1; lra.
Defined.

Lemma sure_at_least (A : unit -> Prop) q : A tt -> q <= 1 -> q <= Prob sure A.
Proof. intros H L. simpl. rewrite truth_true by tauto. exact L. Qed.
Lemma sure_at_most (A : unit -> Prop) q : ~ A tt -> 0 <= q -> Prob sure A <= q.
Proof. intros H L. simpl. rewrite truth_false by tauto. exact L. Qed.
Lemma sure_one (A : unit -> Prop) : A tt -> Prob sure A = 1.
Proof. intros H. simpl. apply truth_true. tauto. Qed.
Lemma sure_zero (A : unit -> Prop) : ~ A tt -> Prob sure A = 0.
Proof. intros H. simpl. apply truth_false, H. Qed.
Lemma fair_at_least (A : bool -> Prop) b q : A b -> q <= 1 / 2 -> q <= Prob fair A.
Proof.
  intros H L. simpl. pose proof (truth_range (A true)). pose proof (truth_range (A false)).
  pose proof (truth_true (A b) (fun n => n H)). destruct b; lra.
Qed.
Lemma fair_at_most (A : bool -> Prop) b q : ~ A b -> 1 / 2 <= q -> Prob fair A <= q.
Proof.
  intros H L. simpl. pose proof (truth_range (A true)). pose proof (truth_range (A false)).
  pose proof (truth_false (A b) H). destruct b; lra.
Qed.
Lemma fair_one (A : bool -> Prop) : A true -> A false -> Prob fair A = 1.
Proof. intros H H'. simpl. rewrite !truth_true by tauto. lra. Qed.
Lemma null_at_least (A : option bool -> Prop) b q : A b -> b <> Some false -> ~ A (Some false) -> q <= 1 -> q <= Prob
  null A.
Proof.
  intros H N F L. simpl. rewrite (truth_false (A (Some false)) F). pose proof (truth_range (A None)).
  pose proof (truth_range (A (Some true))). pose proof (truth_true (A b) (fun n => n H)).
  destruct b as [[|] |]; [lra | congruence | lra].
Qed.

(** ** Families, right outputs, algorithms *)

(** Member 0, member 1, all others. *)
Definition three {T} (x y z : T) (n : nat) : T := match n with O => x | 1%nat => y | _ => z end.
Definition family (x y z : R) (n : nat) : nat -> R := fun _ => three x y z n.
Definition is (b x : bool) : Prop := x = b.
Definition nothing (x : bool) : Prop := False.
Definition both (x : bool) : Prop := True.
Definition sets (A B C : bool -> Prop) (n : nat) : Base two_points -> Prop := three A B C n.
(** On the line, 0 and 1. *)
Definition ends_of (n : nat) : Base R_met -> Prop := fun x : R => x = three 0 1 1 n.

Lemma exactly (S : bool -> Prop) (x : bool) : @within two_points 0 S x -> S x.
Proof.
  intros W. destruct (W (1 / 2) ltac:(lra)) as (s & Ss & L). simpl in L. destruct x, s; simpl in L; try exact Ss; lra.
Qed.
Lemma within_one (S : bool -> Prop) (x y : bool) : S y -> @within two_points 1 S x.
Proof. intros H e E. exists y. split; [exact H |]. simpl. destruct (Bool.eqb x y); lra. Qed.
Lemma midpoint n : @within R_met (1 / 2) (ends_of n) (1 / 2).
Proof.
  intros e E. exists (three 0 1 1 n). split; [reflexivity |]. change (R_dist (1 / 2) (three 0 1 1 n) <= 1 / 2 + e).
  unfold R_dist. apply Rabs_le. destruct n as [| [| n]]; simpl; lra.
Qed.
Lemma ends_apart n : (1 <= n)%nat -> @gap_at_least R_met 1 (ends_of n) (ends_of 0).
Proof.
  intros L s t S T. hnf in S, T. subst. destruct n as [| n]; [lia |]. change (1 <= Rabs (three 0 1 1 (Datatypes.S n) -
    0)).
  replace (three 0 1 1 (Datatypes.S n)) with 1 by (destruct n; reflexivity). rewrite Rminus_0_r, Rabs_R1. apply
    Rle_refl.
Qed.

(** Reads evaluation 0 at level 5, where 0 and 1/4 or more are told apart. *)
Definition low (o : oracle) : bool := Qle_bool (o O 5%nat) (1 # 8).
Definition ask {W M} (g : W -> bool -> option M) : recipe W M :=
  {| reads := fun _ => [(O, 5%nat)]; answer := fun w vs => g w (Qle_bool (hd 0%Q vs) (1 # 8)) |}.
Lemma low_is f o : real_admissible f o -> f O = 0 \/ 1 / 4 <= f O -> low o = if Rle_lt_dec (f O) 0 then true else false.
Proof.
  intros A H. destruct (A O 5%nat) as [_ E]. unfold low.
  assert (E' : Rabs (Q2R (o O 5%nat) - f O) <= 1 / 32) by (simpl in E; lra). clear E.
  assert (E8 : Q2R (1 # 8) = 1 / 8) by (unfold Q2R; simpl; lra).
  pose proof (Rle_abs (Q2R (o O 5%nat) - f O)). pose proof (Rle_abs (- (Q2R (o O 5%nat) - f O))) as N. rewrite
    Rabs_Ropp in N.
  destruct (Rle_lt_dec (f O) 0), (Qle_bool (o O 5%nat) (1 # 8)) eqn:B; try reflexivity; exfalso.
  - assert (~ (o O 5%nat <= 1 # 8)%Q) as Q by (rewrite <- Qle_bool_iff; congruence). apply Q.
    apply Qreals.Rle_Qle. rewrite E8. lra.
  - apply Qle_bool_iff, Qreals.Qle_Rle in B. rewrite E8 in B. lra.
Qed.
Lemma low_of_family x y z information : x = 0 -> y = 0 \/ 1 / 4 <= y -> z = 0 \/ 1 / 4 <= z ->
  (forall n, real_admissible (family x y z n) (information n)) ->
  forall n, low (information n) = three true (if Rle_lt_dec y 0 then true else false) (if Rle_lt_dec z 0 then true
    else false) n.
Proof.
  intros X Y Z A n. rewrite (low_is _ _ (A n)).
  - destruct n as [| [| n]]; simpl; [destruct (Rle_lt_dec x 0); [reflexivity | lra] | reflexivity | reflexivity].
  - destruct n as [| [| n]]; simpl; auto.
Qed.

Section Ask.
Context {D : oracle -> Prop} {W M : Type} (g : W -> bool -> option M).
Lemma ask_ends o (G : M -> Prop) w : ends (follow D (ask g)) o G w <-> some G (g w (low o)).
Proof. apply (follow_ends (ask g) o G w). reflexivity. Qed.
End Ask.

Lemma low_far i : (forall n, real_admissible (family 0 1 1 n) (i n)) -> forall n, low (i n) = three true false false n.
Proof. intros A n. rewrite (low_of_family 0 1 1 i) by lra || exact A. destruct (Rle_lt_dec 1 0); [lra | reflexivity].
  Qed.
Lemma low_one i : (forall n, real_admissible (family 0 (1 / 4) 0 n) (i n)) -> forall n, low (i n) = three true false
  true n.
Proof.
  intros A n. rewrite (low_of_family 0 (1 / 4) 0 i) by lra || exact A.
  destruct (Rle_lt_dec (1 / 4) 0), (Rle_lt_dec 0 0); [lra | lra | reflexivity | lra].
Qed.
Lemma low_others i : (forall n, real_admissible (family 0 (1 / 4) 1 n) (i n)) -> forall n, low (i n) = three true
  false false n.
Proof.
  intros A n. rewrite (low_of_family 0 (1 / 4) 1 i) by lra || exact A.
  destruct (Rle_lt_dec (1 / 4) 0), (Rle_lt_dec 1 0); [lra | lra | lra | reflexivity].
Qed.
Definition still := family 0 0 0.
Definition one_far := family 0 (1 / 4) 0.
Lemma one_far_close n k : (1 <= n)%nat -> Rabs (one_far n k - one_far 0 k) <= (1 / 4) ^ n.
Proof.
  intros L. pose proof (quarter_positive n). unfold one_far, family. destruct n as [| [| n]]; simpl three; [lia |
    simpl; apply Rabs_le; lra |].
  apply Rabs_le. lra.
Qed.
Lemma low_one_far n : low (real_jump_information one_far n) = three true false true n.
Proof. apply low_one. intros j. apply real_jump_admissible, one_far_close. Qed.

Lemma abs_bounds x a : Rabs x <= a -> - a <= x <= a.
Proof. intros H. pose proof (Rle_abs x). pose proof (Rle_abs (- x)) as N. rewrite Rabs_Ropp in N. lra. Qed.

(** Answers about the limit alone: those about the members of [far] are others. *)
Definition far := family 0 1 1.
Definition limit_only (o : oracle) : Prop := forall l, o O l = real_nearest 0 l.
Lemma limit_occurs : limit_only (real_jump_information far 0).
Proof. intros l. reflexivity. Qed.
Lemma far_value n : real_jump_information far (S n) O (S (S n)) = real_nearest 1 (S (S n)).
Proof.
  unfold real_jump_information, as_real_limit. rewrite (proj2 (Nat.leb_gt (S (S n)) (S n))) by lia. destruct n;
    reflexivity.
Qed.
Lemma half_small n : (1 / 2) ^ S (S n) <= 1 / 4.
Proof. simpl. pose proof (half_decreases 0 n ltac:(lia)) as H. simpl in H. lra. Qed.
Lemma limit_alone n : ~ limit_only (real_jump_information far (S n)).
Proof.
  intros H. specialize (H (S (S n))). rewrite far_value in H.
  pose proof (real_nearest_error 1 (S (S n))) as A. pose proof (real_nearest_error 0 (S (S n))) as B. rewrite H in A.
  apply abs_bounds in A. apply abs_bounds in B. pose proof (half_small n). pose proof (half_small (S n)). lra.
Qed.

(** ** What is assumed, and what is contradicted *)

Ltac numbered := repeat match goal with Z : forall n, low _ = _ |- _ => rewrite !Z end; rewrite ?low_one_far.
Ltac numbered_in h := repeat match goal with Z : forall n, low _ = _ |- _ => rewrite !Z in h end; rewrite ?low_one_far
  in h.

Ltac so :=
  cbn [fst snd];
  lazymatch goal with
  | |- ends (follow_there _ _ _) _ _ _ =>
      first [ apply there_ends; [exact limit_occurs | so]
            | apply odd_ends with (x := false); [apply limit_alone | exact Logic.I | so] ]
  | |- ends _ _ _ _ => apply (proj2 (ask_ends _ _ _ _)); numbered; so
  | |- some ?G ?v =>
      let u := eval hnf in v in
      lazymatch u with Some ?x => change (G x); cbv beta; so end
  | |- general_flag ?t ?o ?G ?said =>
      let s := eval hnf in said in
      lazymatch s with true => change (ends t o G tt) | false => change (~ ends t o G tt) end; so
  | |- ~ _ => let h := fresh in intro h; not_so h
  | |- _ /\ _ => split; so
  | |- @within R_met _ _ _ => apply midpoint
  | |- @within _ 0 _ _ => apply within_0; so
  | |- @within _ 1 _ _ => first [apply within_one with (y := true); so | apply within_one with (y := false); so]
  | |- infinitely_often _ => let N := fresh in intros N; exists (S (S N)); split; [lia | so]
  | |- _ \/ _ => first [left; so | right; so]
  | |- _ => first [exact Logic.I | reflexivity | exact eq_refl]
  end
with not_so h :=
  cbn [fst snd] in h;
  lazymatch type of h with
  | ends_by _ _ _ _ _ => apply ends_by_ends in h; not_so h
  | ends (follow_there _ _ _) _ _ _ =>
      first [ apply there_ends in h; [not_so h | exact limit_occurs] | refine (odd_not _ _ _ _ _ h); apply limit_alone ]
  | ends _ _ _ _ => apply (proj1 (ask_ends _ _ _ _)) in h; numbered_in h; not_so h
  | some ?G ?v =>
      let u := eval hnf in v in
      lazymatch u with Some ?x => change (G x) in h; cbv beta in h; not_so h | None => destruct h end
  | general_flag ?t ?o ?G ?said =>
      let s := eval hnf in said in
      lazymatch s with true => change (ends t o G tt) in h | false => change (~ ends t o G tt) in h end; not_so h
  | ~ _ => apply h; so
  | _ -> False => apply h; so
  | _ /\ _ => let a := fresh in let b := fresh in destruct h as [a b]; first [solve [not_so a] | solve [not_so b]]
  | within _ _ _ => apply exactly in h; not_so h
  | _ => hnf in h; cbn in h; first [contradiction | discriminate h]
  end.

Ltac likely :=
  lazymatch goal with
  | |- _ <= Prob sure _ => apply sure_at_least; [so | lra]
  | |- Prob sure _ <= _ => apply sure_at_most; [so | lra]
  | |- _ <= Prob fair _ => first [apply (fair_at_least _ true); [so | lra] | apply (fair_at_least _ false); [so | lra]]
  | |- Prob fair _ <= _ => first [apply (fair_at_most _ true); [so | lra] | apply (fair_at_most _ false); [so | lra]]
  | |- _ <= Prob null _ =>
      first [ apply (null_at_least _ None); [so | congruence | so | lra] | apply (null_at_least _ (Some true)); [so |
        congruence | so | lra] ]
  end.
Ltac gap :=
  let s := fresh in let t := fresh in let S := fresh in let T := fresh in
  lazymatch goal with
  | |- @gap_at_least R_met _ _ _ => apply ends_apart; lia
  | |- _ => intros s t S T; hnf in S, T; first [contradiction | subst; simpl; lra]
  end.
Ltac small := unfold still, one_far, family; cbn [three]; apply Rabs_le; first [lra | simpl in *; lra].
Ltac holds_here :=
  lazymatch goal with
  | |- gap_at_least _ _ _ => gap
  | |- Rabs _ <= _ => match goal with |- _ <= ?q ^ ?n => assert (0 < q ^ n) by (apply pow_lt; lra); small end
  | |- any _ => exact Logic.I
  | |- limit_only _ => exact limit_occurs
  | |- measurable sure _ => exact Logic.I
  | |- measurable fair _ => exact Logic.I
  | |- measurable null _ =>
      let h := fresh in first [split; intros h; exfalso; not_so h | split; intros _; so]
  | |- _ <= Prob _ _ => likely
  | |- Prob _ _ <= _ => likely
  | |- _ => first [lia | lra | congruence | so]
  end.
Ltac supposed :=
  first
    [ assumption
    | lazymatch goal with
      | |- ex (A := nat) _ => first [exists 0%nat; supposed | exists 1%nat; supposed | exists 2%nat; supposed]
      | |- forall n : nat, measurable _ _ => intro; holds_here
      | |- forall n : nat, _ = Some n => intro; reflexivity
      | |- forall n : nat, _ => intros [| [| ?]]; supposed
      | |- (_ -> False) => so
      | |- ~ _ => so
      | |- (_ /\ _) => so
      | |- (_ <= _)%nat -> _ => let h := fresh in intro h; first [exfalso; clear - h; lia | supposed]
      | |- (_ < _)%nat -> _ => let h := fresh in intro h; first [exfalso; clear - h; lia | supposed]
      | |- (_ = _) -> _ => let h := fresh in intro h; first [exfalso; clear - h; lia | exfalso; clear - h; congruence
        | supposed]
      | |- _ => holds_here
      end ].

Definition wrong_information (_ _ _ : nat) : Q := 5.
Lemma wrong : ~ real_admissible (still 0) (wrong_information 0).
Proof.
  intros A. destruct (A 0%nat 0%nat) as [_ E]. unfold wrong_information, still, family in E. cbn [three] in E.
  replace (Q2R 5) with 5 in E by (unfold Q2R; simpl; lra). apply abs_bounds in E. simpl in E. lra.
Qed.
Ltac contradicted m :=
  lazymatch type of m with
  | Prob sure _ <= _ => rewrite sure_one in m by so; lra
  | Prob sure _ < _ => rewrite sure_zero in m by so; lra
  | Prob sure _ = _ => rewrite sure_zero in m by so; lra
  | Prob fair _ <= _ => rewrite fair_one in m by so; lra
  | real_admissible _ _ => exact (wrong m)
  | _ => lra
  end.

Ltac jump_at m vs :=
  let T := type of m in
  lazymatch T with
  | let _ := _ in _ => cbv zeta in m; jump_at m vs
  | _ /\ _ =>
      let a := fresh in let b := fresh in destruct m as [a b];
      first [ first [pose proof (low_far _ a) | pose proof (low_one _ a) | pose proof (low_others _ a) | idtac];
        jump_at b vs | jump_at a vs]
  | ex _ => let x := fresh "x" in destruct m as [x m]; lazymatch vs with (_, ?rest) => jump_at m rest end
  | ?A -> ?B =>
      lazymatch type of A with
      | Prop => let a := fresh in assert (a : A) by (clear m; solve [supposed]); specialize (m a); jump_at m vs
      | _ => lazymatch vs with (?v, ?rest) => give m v; jump_at m rest end
      end
  | forall x, _ => lazymatch vs with (?v, ?rest) => give m v; jump_at m rest | tt => specialize (m 0%nat); jump_at m
    vs end
  | _ => contradicted m
  end.

(** ** The instances *)

Definition always_says {W M} (x : M) : W -> bool -> option M := fun _ _ => Some x.
Definition silent {W M} : W -> bool -> option M := fun _ _ => None.
Definition says_low {W} : W -> bool -> option bool := fun _ b => Some b.
Definition toss : bool -> bool -> option bool := fun w _ => Some w.
(** Almost surely right about the limit, and right about the members on one of two outcomes that no event tells apart.
  *)
Definition unnoticed (w : option bool) (_ : bool) : option bool :=
  match w with None => Some true | Some true => Some false | Some false => None end.
Definition right_sets := sets (is true) (is false) (is false).

Ltac jump_instances at_ :=
  first
    [ at_ two_points still right_sets 0 fair toss (1 / 2)
    | at_ two_points still right_sets 0 fair toss 0
    | at_ two_points still right_sets 0 sure (@always_says unit bool true) 5
    | at_ two_points still right_sets 0 null unnoticed 1
    | at_ two_points (family 0 1 1) right_sets 0 sure (@says_low unit) 1
    | at_ two_points still right_sets 0 sure (@always_says unit bool true) 1
    | at_ two_points still right_sets 1 sure (@always_says unit bool true) 1
    | at_ two_points still (sets both both both) 0 sure (@always_says unit bool true) 1
    | at_ two_points one_far (sets (is true) (is false) (is true)) 0 sure (@says_low unit) 1
    | at_ two_points (family 0 (1 / 4) 1) right_sets 0 sure (@says_low unit) 1
    | at_ R_met still ends_of (1 / 2) sure (@always_says unit R (1 / 2)) 1 ].
Ltac refute_RealComputation_J_real m :=
  let at_ X f S alpha P g b := jump_at m (X, (f, (S, (1, (wrong_information, (alpha, (P, (ask g, (b, tt))))))))) in
  first [jump_instances at_ | jump_at m (two_points, (still, (right_sets, (1, (wrong_information, tt)))))].
Ltac refute_RealComputation_J_real_larger m :=
  let at_ X f S alpha P g b :=
    jump_at m (X, (nat : Type, (f, (S, (fun n : nat => n, (fun n : nat => Some n, (1, (wrong_information,
      (alpha, (P, (ask g, (b, tt)))))))))))) in
  first
    [ jump_instances at_
    | jump_at m (two_points, (nat : Type, (still, (right_sets, (fun n : nat => n, (fun n : nat => Some n, (1,
        (wrong_information, tt)))))))) ].

(** ** X1 *)

Definition says_high {W} : W -> bool -> option bool := fun _ b => Some (negb b).
Definition but_one := sets (is true) nothing (is true).
Definition one_only := sets nothing (is false) nothing.
Definition all_sets := sets both both both.
Notation yes W := (@always_says W bool true).
Notation no W := (@always_says W bool false).

Ltac refute_RealComputation_X1_real_jump m :=
  let at_ X f S alpha P t g b := jump_at m (X, (f, (S, (1, (alpha, (P, (any, (ask t, (ask g, (b, tt)))))))))) in
  first
    [ at_ two_points still right_sets 0 fair (yes unit) toss (1 / 2)
    | at_ two_points still right_sets 0 fair (yes unit) toss 0
    | at_ two_points still right_sets 0 sure (@silent unit bool) (no unit) 1
    | at_ two_points still right_sets 0 sure (yes unit) (yes unit) 5
    | at_ two_points still right_sets 0 sure (yes unit) (yes unit) 1
    | at_ two_points still right_sets 0 null (yes unit) unnoticed 1
    | at_ two_points still right_sets 1 sure (yes unit) (yes unit) 1
    | at_ two_points still all_sets 0 sure (yes unit) (yes unit) 1
    | at_ two_points one_far but_one 0 sure (yes unit) (@says_low unit) 1
    | at_ two_points one_far one_only 0 sure (no unit) (@says_high unit) 1
    | at_ R_met still ends_of (1 / 2) sure (@always_says unit R (1 / 2)) (yes unit) 1
    | jump_at m (two_points, (far, (right_sets, (1, (0, (sure, (limit_only,
        (follow_there limit_only (fun _ : bool => True) (ask (yes unit)), (ask (yes unit), (1, tt)))))))))) ].

(** ** X2 *)

Definition flagged_toss : bool -> bool -> option (bool * bool) := fun w _ => Some (w, true).
Definition flagged_if (x : bool) (b : bool) : unit -> bool -> option (bool * bool) := fun _ low => Some (x, Bool.eqb
  low b).

(** Outcome [None] raises the flag, [Some false] does so if it sees a member. *)
Definition seeker : general_algorithm any (option bool) (bool * bool).
Proof.
  refine {| halts := fun w o x read => x = (true, true) /\ match w with
              | None => read = []
              | Some true => False
              | Some false => exists l, read = [(O, l)] /\ (1 / 2) ^ l < Q2R (o O l)
              end |}.
  - intros w o x y read read' _ [-> _] [-> _]. reflexivity.
  - intros w o o' x read _ _ A [E H]. split; [exact E |]. destruct w as [[|] |]; [exact H | | exact H].
    destruct H as (l & -> & L). exists l. split; [reflexivity |]. rewrite <- (A O l); [exact L | left; reflexivity].
Defined.
Section Seeker.
Let info := real_jump_information far.
Let falsely n (y : bool * bool) := snd y = true /\ ~ @within two_points 0 (right_sets n) (fst y).
Lemma seeker_limit G b : ~ ends seeker (info 0) G (Some b).
Proof.
  intros (x & r & [_ H] & _). destruct b; [exact H |]. destruct H as (l & _ & L).
  destruct (real_nearest_admissible (far 0) O l) as [_ A]. change (real_nearest (far 0 0) l) with (info 0 O l) in A.
  replace (far 0 0) with 0 in A by reflexivity. apply abs_bounds in A. lra.
Qed.
Lemma seeker_measurable G : measurable null (ends seeker (info 0) G).
Proof. split; intros H; destruct (seeker_limit _ _ H). Qed.
Lemma seeker_by m G : measurable null (ends_by m seeker (info 0) G).
Proof. split; intros H; apply ends_by_ends in H; destruct (seeker_limit _ _ H). Qed.
Lemma seeker_falsely n : Prob null (ends seeker (info n) (falsely n)) <= 0.
Proof.
  simpl. rewrite (truth_false (ends seeker (info n) (falsely n) (Some true))) by (intros (x & r & [_ []] & _)).
  destruct n as [| n].
  - rewrite (truth_false (ends seeker (info 0) (falsely 0) None)); [pose proof (truth_range (ends seeker (info 0)
    (falsely 0) (Some false))); lra |].
    intros (x & r & [-> _] & [_ N]). apply N, within_0. reflexivity.
  - rewrite (truth_true (ends seeker (info (S n)) (falsely (S n)) (Some false))).
    + pose proof (truth_range (ends seeker (info (S n)) (falsely (S n)) None)). lra.
    + intros N. apply N. exists (true, true), [(O, S (S n))]. split.
      * split; [reflexivity |]. exists (S (S n)). split; [reflexivity |]. unfold info. rewrite far_value.
        pose proof (real_nearest_error 1 (S (S n))) as A. apply abs_bounds in A.
        pose proof (half_small n). pose proof (half_small (S n)). lra.
      * split; [reflexivity |]. intros W. apply exactly in W. destruct n; discriminate W.
Qed.
Lemma seeker_raises : ~ Prob null (ends seeker (info 0) (fun y => snd y = true)) <= 2 * 0.
Proof.
  assert (1 <= Prob null (ends seeker (info 0) (fun y => snd y = true))); [| lra]. apply (null_at_least _ None).
  - exists (true, true), []. repeat split.
  - congruence.
  - apply seeker_limit.
  - lra.
Qed.
Lemma right_apart n : (1 <= n)%nat -> @gap_at_least two_points 1 (right_sets n) (right_sets 0).
Proof. destruct n as [| [| n]]; [lia | |]; intros _ s t S T; hnf in S, T; subst; simpl; lra. Qed.
End Seeker.
Ltac seeks m :=
  specialize (m two_points far right_sets 1 0 right_apart small_0 null any (fun _ => Logic.I) seeker 0); cbv zeta in m;
  repeat lazymatch type of m with
    | ?A -> _ => let a := fresh in assert (a : A) by (clear m; first
        [ exact (fun i => seeker_by i _) | exact (seeker_measurable _) | exists 0%nat; exact (seeker_measurable _)
        | exact seeker_falsely ]); specialize (m a)
    end;
  exact (seeker_raises m).

Ltac refute_RealComputation_X2_real_jump m :=
  let at_ X f S alpha P g c := jump_at m (X, (f, (S, (1, (alpha, (P, (any, (ask g, (c, tt))))))))) in
  let says x y := constr:(@always_says unit (bool * bool) (x, y)) in
  let tt_ := says true true in let ft := says false true in let tf := says true false in
  first
    [ seeks m
    | at_ two_points still right_sets 0 fair flagged_toss (1 / 2)
    | at_ two_points still right_sets 0 sure tf 0
    | at_ two_points still right_sets 0 sure tf 1
    | at_ two_points still right_sets 0 sure ft 0
    | at_ two_points still right_sets 0 sure tt_ 0
    | at_ two_points still right_sets 1 sure tt_ 0
    | at_ two_points still all_sets 0 sure tt_ 0
    | at_ two_points one_far but_one 0 sure (flagged_if true true) 0
    | at_ two_points one_far one_only 0 sure (flagged_if false false) 0
    | at_ R_met still ends_of (1 / 2) sure (@always_says unit (R * bool) (1 / 2, true)) 0
    | jump_at m (two_points, (far, (right_sets, (1, (0, (sure, (limit_only,
        (follow_there limit_only (fun _ => False) (ask tt_), (0, tt))))))))) ].

(** Where it is not said that it is an event that the flag is raised on the limit, that follows if sets with the same
    elements are the same. *)
Lemma raised_is_an_event (P : real_probability_space) {D M} (A : general_algorithm D (sample P) M) o (G : M -> Prop) :
  (forall S T : sample P -> Prop, (forall w, S w <-> T w) -> measurable P S -> measurable P T) ->
  (forall m, measurable P (ends_by m A o G)) -> measurable P (ends A o G).
Proof.
  intros Ext E. refine (Ext _ _ _ (measurable_union P _ E)). intros w. split.
  - intros [m H]. apply ends_by_ends in H. exact H.
  - intros (x & r & X & Gx). destruct (some_level r) as [m L]. exists m, x, r. auto.
Qed.
