(** * That the constants of J and K are sharp, over every Archimedean ordered field; C1 (ii) and (iii); D

    Evaluations, outputs and accuracies are in an Archimedean ordered field K.  The algorithms are trees on fair bits
    (Algorithms.v), so that their probabilities are rational; their finite cuts are general ones (GeneralTrees.v).  The
    statements are about every admissible information.

    Idea.  As over Q: a coin; a coin, or reading until the larger entry is known, which it is at some level, as 2^-n
    tends to 0.  Between alpha_w and alpha_s there is a rational number, with which readings are compared. *)

From Coq Require Import QArith Lqa Lia PeanoNat.
From Barriers Require Import OrderedFields Archimedean Algorithms Computation Sharpness GeneralFields.
From Barriers Require Import Sums Distances Entries Digits OptimisationFields.
From Barriers Require Optimisation LinearPrograms.

(** ** Reading until the larger entry is known *)

Lemma power_twice n : (power (1 # 2) (2 * n) == power (1 # 4) n)%Q.
Proof.
  induction n as [| n IH]; [reflexivity |]. replace (2 * S n)%nat with (S (S (2 * n))) by lia. simpl power at 1.
  rewrite IH. simpl. ring.
Qed.

Section Reader.
Context {K : archimedean_field} {M : Type}.
Open Scope field_scope.

Lemma half_vanishes (e : K) : 0 < e -> exists n, of_Q (power (1 # 2) n) < e.
Proof.
  intros He. destruct (quarter_vanishes e He) as [n Hn]. exists (2 * n)%nat.
  rewrite (of_Q_eq K _ _ (power_twice n)), <- quarter_power. exact Hn.
Qed.

Lemma of_Q_minus p q : @of_Q K (p - q)%Q == of_Q p - of_Q q.
Proof. apply (Ring_theory.morph_sub (of_Q_morph K)). Qed.

(** The comparisons of the readings, in K. *)
Lemma told_larger (x y : K) u v h : fabs (of_Q u - x) <= of_Q h -> fabs (of_Q v - y) <= of_Q h ->
  (2 * h < u - v)%Q -> y < x.
Proof.
  intros A B L. apply (of_Q_lt K) in L. rewrite of_Q_minus, of_Q_times in L.
  apply abs_le_condition in A. apply abs_le_condition in B. fra.
Qed.

Lemma told_near (x y : K) u v h : fabs (of_Q u - x) <= of_Q h -> fabs (of_Q v - y) <= of_Q h ->
  (u - v <= 2 * h)%Q -> x - y <= $4 * of_Q h.
Proof.
  intros A B L. apply (of_Q_le K) in L. rewrite of_Q_minus, of_Q_times in L.
  apply abs_le_condition in A. apply abs_le_condition in B. fra.
Qed.

Lemma fields_reader_decides (f : nat -> K) o (G : M -> Prop) k1 k2 s1 s2 : answers_about f o ->
  (f k2 < f k1 /\ G s1) \/ (f k1 < f k2 /\ G s2) ->
  forall j l, $4 * of_Q (power (1 # 2) (j + l)) < fabs (f k1 - f k2) -> attains o G (j + l) (reader k1 k2 s1 s2 l) 1%Q.
Proof.
  intros A D. induction j as [| j IH]; intros l L;
    rewrite (exposed_same (reader k1 k2 s1 s2 l)); simpl exposed;
    (constructor 4; [lia |]); (constructor 4; [lia |]); cbv beta;
    destruct (A k1 l) as [_ A1]; destruct (A k2 l) as [_ A2];
    (destruct (Qlt_le_dec _ _) as [Q1 | Q1]; [| destruct (Qlt_le_dec _ _) as [Q2 | Q2]]);
    try (pose proof (told_larger _ _ _ _ _ A1 A2 Q1) as C);
    try (pose proof (told_larger _ _ _ _ _ A2 A1 Q2) as C);
    try (destruct D as [[D H] | [D H]]; try (exfalso; fra); constructor 2; [exact H | discriminate]).
  - exfalso. pose proof (told_near _ _ _ _ _ A1 A2 Q1). pose proof (told_near _ _ _ _ _ A2 A1 Q2). simpl plus in L.
    assert (fabs (f k1 - f k2) <= $4 * of_Q (power (1 # 2) l)) by (apply abs_le_condition; fra). fra.
  - replace (S j + l)%nat with (j + S l)%nat in * by lia. apply IH, L.
Qed.

(** With whatever information, the reader is always right where one evaluation is larger. *)
Lemma fields_reader_right (f : nat -> K) o (G : M -> Prop) k1 k2 s1 s2 : answers_about f o ->
  (f k2 < f k1 /\ G s1) \/ (f k1 < f k2 /\ G s2) -> exists m, attains o G m (reader k1 k2 s1 s2 O) 1%Q.
Proof.
  intros A D. assert (P : 0 < fabs (f k1 - f k2)).
  { pose proof (abs_spec (f k1 - f k2)). destruct D as [[D _] | [D _]]; fra. }
  destruct (half_vanishes ($(1 # 4) * fabs (f k1 - f k2))) as [j Hj]; [fra |].
  exists (j + 0)%nat. apply (fields_reader_decides f o G k1 k2 s1 s2 A D). rewrite Nat.add_0_r. fra.
Qed.

(** ** J and K *)

Theorem J_fields_sharp (d : metric_over K M) (Xi : nat -> M -> Prop) (information : nat -> oracle) (alpha : K) s s0 :
  (forall n, (1 <= n)%nat -> within_of d alpha (Xi n) s) -> within_of d alpha (Xi O) s0 ->
  forall n, probability_at_least (information n) (within_of d alpha (Xi n)) (1 # 2) (coin s s0).
Proof.
  intros H H0 n. apply (attains_at_least _ _ O), coin_succeeds. destruct n; [right; exact H0 | left; apply H; lia].
Qed.

Theorem K_fields_sharp (d : metric_over K M) (f : fork -> nat -> K) (Xi : fork -> M -> Prop) (alpha : K) (first : nat)
    (information : fork -> oracle) (s1 s2 : M) (k1 k2 : nat) :
  (forall iota, is_input first iota -> answers_about (f iota) (information iota)) ->
  (forall n, (first <= n)%nat -> within_of d alpha (Xi (Member One n)) s1) ->
  (forall n, (first <= n)%nat -> within_of d alpha (Xi (Member Two n)) s2) ->
  within_of d alpha (Xi Limit) s1 -> within_of d alpha (Xi Limit) s2 ->
  (forall n, (first <= n)%nat -> f (Member One n) k2 < f (Member One n) k1) ->
  (forall n, (first <= n)%nat -> f (Member Two n) k1 < f (Member Two n) k2) ->
  let ask := reader k1 k2 s1 s2 O in
  halts_almost_surely (information Limit) (coin s1 s2) /\
  forall iota, is_input first iota ->
    let success := probability_at_least (information iota) (within_of d alpha (Xi iota)) in
    success (1 # 2)%Q (coin s1 s2) /\ success (2 # 3)%Q (two_thirds s1 s2 ask) /\ (iota <> Limit -> success 1%Q ask).
Proof.
  intros A H1 H2 L1 L2 K1 K2 ask. split; [apply coin_halts |]. intros iota Hi success.
  assert (R : within_of d alpha (Xi iota) s1 \/ within_of d alpha (Xi iota) s2).
  { destruct iota as [| [|] n]; [left; exact L1 | left; apply H1, Hi | right; apply H2, Hi]. }
  split; [apply (attains_at_least _ _ O), coin_succeeds, R |].
  destruct iota as [| i n]; [split; [apply K_two_thirds_limit; assumption | congruence] |].
  destruct (fields_reader_right (f (Member i n)) (information (Member i n)) (within_of d alpha (Xi (Member i n)))
              k1 k2 s1 s2) as [m Hm].
  - apply A, Hi.
  - destruct i; [left | right]; split; auto.
  - split; [apply (K_two_thirds_member _ _ _ _ _ m R Hm) | intros _; apply (attains_at_least _ _ m), Hm].
Qed.
End Reader.

(** ** C1 *)

Section Digits.
Context {K : archimedean_field}.
Open Scope field_scope.
Variables (p : Optimisation.program_over K) (k m N : nat) (b g : nat -> K) (strong weak : K).
Variables (first_strong first_weak : nat).
Hypothesis weak_strong : weak < strong.
Hypothesis strong_admitted : Optimisation.admitted p strong.
Hypothesis weak_admitted : Optimisation.admitted p weak.
Let cs := Optimisation.coefficient p strong.
Let cw := Optimisation.coefficient p weak.
Hypothesis cs_window : in_window (tenth (S (S k))) cs.
Hypothesis cw_window : in_window (tenth (S k)) cw.
Hypothesis further : forall j, 0 <= g j < weak.
Hypothesis first_strong_small : quarter first_strong <= strong.
Hypothesis first_weak_small : quarter first_weak <= weak.

Definition middle (c : K) : nat -> K := pair ($(1 # 2) * c) ($(1 # 2) * c).

(** Read both entries at the level [l] and compare them with [t]; then the midpoint, or read until the larger entry is
    known. *)
Definition fewer_digits_over (t : Q) (l : nat) : algorithm (nat -> K) :=
  Read O l (fun u => Read 1%nat l (fun v =>
    if Qlt_le_dec t u then Output (middle cs)
    else if Qlt_le_dec t v then Output (middle cs)
    else reader O 1%nat (pair cw 0) (pair 0 cw) O)).

Lemma fewer_digits_over_deterministic t l : deterministic (fewer_digits_over t l).
Proof.
  constructor. intros u. constructor. intros v.
  destruct (Qlt_le_dec _ _); [constructor |]. destruct (Qlt_le_dec _ _); [constructor | apply reader_deterministic].
Qed.

(** A rational number t and a level that tell [weak] from [strong]. *)
Lemma threshold : exists t l, weak + of_Q (power (1 # 2) l) < of_Q t /\ of_Q t < strong - of_Q (power (1 # 2) l).
Proof.
  destruct (half_vanishes ($(1 # 8) * (strong - weak))) as [l Hl]; [fra |].
  exists (rounded ($(1 # 2) * (strong + weak)) l), l. pose proof (rounded_error ($(1 # 2) * (strong + weak)) l) as E.
  change (power (1 # 2) (S l)) with ((1 # 2) * power (1 # 2) l)%Q in E. rewrite of_Q_times in E.
  apply abs_le_condition in E. split; fra.
Qed.

Lemma middle_right iota : is_input first_strong iota ->
  digits_right p m N b g strong weak (tenth (S k)) (Strong iota) (middle cs).
Proof.
  intros H. destruct cs_window as (C0 & _ & C2).
  assert (T : @tenth K (S (S k)) == $(1 # 10) * tenth (S k)) by reflexivity. rewrite T in C2.
  pose proof (@tenth_positive K (S k)). pose proof (square_nonneg (@tenth K (S k))).
  destruct (strong_solution p k m N b g strong weak first_strong weak_strong strong_admitted cs_window further
    first_strong_small iota H) as [C | C]; (eapply within_plane; [| exact C |]; fold cs; fra).
Qed.

Lemma corner_right i n : (first_weak <= n)%nat ->
  digits_right p m N b g strong weak (tenth (S k)) (Weak i n)
    (match i with One => pair cw 0 | Two => pair 0 cw end).
Proof.
  intros H. pose proof (@tenth_positive K (S k)). destruct i.
  - assert (C : digits_solutions p m N b g strong weak (Weak One n) (pair cw 0))
      by (apply (solutions_one p m N b g weak first_weak); auto; intros j _; reflexivity).
    eapply within_plane; [| exact C |]; fnra.
  - assert (C : digits_solutions p m N b g strong weak (Weak Two n) (pair 0 cw))
      by (apply (solutions_two p m N b g weak first_weak); auto; intros j _; reflexivity).
    eapply within_plane; [| exact C |]; fnra.
Qed.

Theorem C1_fields_fewer_digits : exists t l, deterministic (fewer_digits_over t l) /\
  forall information, (forall iota, in_omega first_strong first_weak iota ->
    answers_about (digits_evaluation m N b g strong weak iota) (information iota)) ->
  forall iota, in_omega first_strong first_weak iota -> exists n,
    attains (information iota) (digits_right p m N b g strong weak (tenth (S k)) iota) n (fewer_digits_over t l) 1%Q.
Proof.
  destruct threshold as (t & l & T1 & T2). exists t, l. split; [apply fewer_digits_over_deterministic |].
  intros information A iota Hi. specialize (A iota Hi).
  destruct (A O l) as [_ A0]. destruct (A 1%nat l) as [_ A1].
  apply abs_le_condition in A0. apply abs_le_condition in A1. set (o := information iota) in *.
  destruct iota as [iota | i n]; unfold digits_evaluation, inverse_evaluation in A0, A1;
    rewrite (evaluation_zero m N _ _ _ (family_depends b g (S m))) in A0;
    rewrite (evaluation_one m N _ _ _ (family_depends b g (S m))) in A1.
  - pose proof (middle_right iota Hi) as Mid. exists l. constructor 4; [lia |]. constructor 4; [lia |]. cbv beta.
    destruct (Qlt_le_dec _ (o O l)) as [| Q0]; [constructor 2; [exact Mid | discriminate] |].
    destruct (Qlt_le_dec _ (o 1%nat l)) as [| Q1]; [constructor 2; [exact Mid | discriminate] |]. exfalso.
    apply (of_Q_le K) in Q0. apply (of_Q_le K) in Q1.
    destruct iota as [| [|] n]; cbn [first_entry second_entry] in A0, A1; fra.
  - pose proof (@quarter_positive K n) as P.
    destruct (fields_reader_right (digits_evaluation m N b g strong weak (Weak i n)) o
      (digits_right p m N b g strong weak (tenth (S k)) (Weak i n)) O 1 (pair cw 0) (pair 0 cw) A) as [n' R].
    { destruct i; [left | right]; (split; [(apply one_larger || apply two_larger); apply family_depends |]);
        [apply (corner_right One n Hi) | apply (corner_right Two n Hi)]. }
    exists (Nat.max l n'). constructor 4; [lia |]. constructor 4; [lia |]. cbv beta.
    destruct (Qlt_le_dec _ (o O l)) as [Q0 |];
      [exfalso; apply (of_Q_lt K) in Q0; destruct i; cbn [first_entry] in A0; fra |].
    destruct (Qlt_le_dec _ (o 1%nat l)) as [Q1 |];
      [exfalso; apply (of_Q_lt K) in Q1; destruct i; cbn [second_entry] in A1; fra |].
    revert R. apply attains_weaken; [auto | lia].
Qed.
End Digits.

(** ** K (iii) for the families of C1 and D *)

Section Sharp.
Context {K : archimedean_field}.
Open Scope field_scope.
Variables (m N : nat) (top : K) (first : nat).

Theorem C1_fields_sharp (p : Optimisation.program_over K) (b g : nat -> K) information rho :
  Optimisation.admitted p top -> (forall j, 0 <= g j < top) -> quarter first <= top ->
  0 <= Optimisation.coefficient p top -> 0 <= rho ->
  (forall iota, is_input first iota -> answers_about (inverse_evaluation m N b g top iota) (information iota)) ->
  let s1 := pair (Optimisation.coefficient p top) 0 in let s2 := pair 0 (Optimisation.coefficient p top) in
  let ask := reader O 1%nat s1 s2 O in
  halts_almost_surely (information Limit) (coin s1 s2) /\
  forall iota, is_input first iota ->
    let success := probability_at_least (information iota)
      (within_of (euclidean_over (S (S N))) rho (inverse_solutions p m N b g top iota)) in
    success (1 # 2)%Q (coin s1 s2) /\ success (2 # 3)%Q (two_thirds s1 s2 ask).
Proof.
  intros Ad G Fs C R A s1 s2 ask.
  assert (Exact : forall (S : (nat -> K) -> Prop) u v, S (pair u v) ->
    within_of (euclidean_over (Datatypes.S (Datatypes.S N))) rho S (pair u v)).
  { intros S u v H. apply (within_plane N rho S u v u v R H). pose proof (mult_le_0_compat rho rho R R). fra. }
  destruct (K_fields_sharp (euclidean_over (S (S N))) (inverse_evaluation m N b g top)
    (inverse_solutions p m N b g top) rho first information s1 s2 O 1 A) as [H H'].
  - intros n Hn. apply Exact, (solutions_one p m N b g top first); auto. intros j _. reflexivity.
  - intros n Hn. apply Exact, (solutions_two p m N b g top first); auto. intros j _. reflexivity.
  - apply Exact, solutions_limit; auto. eexists _, _. split; [intros j _; reflexivity |].
    split; [exact C |]. split; [apply le_refl | apply plus_0_r].
  - apply Exact, solutions_limit; auto. eexists _, _. split; [intros j _; reflexivity |].
    split; [apply le_refl |]. split; [exact C | apply plus_0_l].
  - intros n _. apply one_larger, family_depends.
  - intros n _. apply two_larger, family_depends.
  - split; [exact H |]. intros iota Hi success. destruct (H' iota Hi) as (H1 & H2 & _). split; assumption.
Qed.

(** In every norm in which a solution is within rho of the solutions, so in l^p and l^inf for rho >= 0. *)
Theorem D_fields_sharp (y1 : K) (d : metric_over K (nat -> K)) information rho :
  0 < top -> 0 < y1 -> quarter first < top -> (forall (S : (nat -> K) -> Prop) x, S x -> within_of d rho S x) ->
  (forall iota, is_input first iota ->
     answers_about (LinearPrograms.linear_evaluation m N top y1 iota) (information iota)) ->
  let s1 := pair (y1 / top) 0 in let s2 := pair 0 (y1 / top) in let ask := reader O 1%nat s1 s2 O in
  halts_almost_surely (information Limit) (coin s1 s2) /\
  forall iota, is_input first iota ->
    let success := probability_at_least (information iota)
      (within_of d rho (LinearPrograms.linear_solutions m N top y1 iota)) in
    success (1 # 2)%Q (coin s1 s2) /\ success (2 # 3)%Q (two_thirds s1 s2 ask).
Proof.
  intros T Y Fs Exact A s1 s2 ask. pose proof (LinearPrograms.value_positive top y1 T Y) as C.
  destruct (K_fields_sharp d (LinearPrograms.linear_evaluation m N top y1)
    (LinearPrograms.linear_solutions m N top y1) rho first information s1 s2 O 1 A) as [H H'].
  - intros n Hn. apply Exact, (LinearPrograms.linear_one m N top y1 first T Y Fs n); [exact Hn |].
    intros j _. reflexivity.
  - intros n Hn. apply Exact, (LinearPrograms.linear_two m N top y1 first T Y Fs n); [exact Hn |].
    intros j _. reflexivity.
  - apply Exact, (LinearPrograms.linear_limit m N top y1 T Y); [fra | apply le_refl | apply plus_0_r].
  - apply Exact, (LinearPrograms.linear_limit m N top y1 T Y); [apply le_refl | fra | apply plus_0_l].
  - intros n _. apply one_larger, LinearPrograms.program_depends.
  - intros n _. apply two_larger, LinearPrograms.program_depends.
  - split; [exact H |]. intros iota Hi success. destruct (H' iota Hi) as (H1 & H2 & _). split; assumption.
Qed.
End Sharp.
