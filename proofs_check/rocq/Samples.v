(** * The remark in W: a bound on the number of samples

    Informally.  An algorithm that reads at most N samples, at whatever levels, succeeds on the members of a weak fork
    family with an infimum <= 1/2 ([W_samples]).  But on each single member it may do better, as it may choose the level
    by coins: [random_level] reads two evaluations at a level l that is chosen with probability 2^-(l+1), answers if
    they tell the branches apart and tosses a coin if not; it succeeds on every member with a probability > 1/2
    ([W_one_sample]).

    Idea.  Up to a small probability the levels of the first reading, on the limit's answers, are bounded; then the runs
    on members of large index make the same first reading, and the rest is induction on N.  The probability of coming
    to a reading or an output within d tosses increases with d, so it is almost constant from some d on ([settles]);
    which d, no proof without excluded middle can say, and none is needed, as the claim is an inequality. *)

From Coq Require Import QArith Qround Qabs Lqa Lia PeanoNat List.
From Barriers Require Import Algorithms Computation Sharpness.
Import ListNotations.
Open Scope Q_scope.

(** On the runs that [o] answers, [t] makes at most [N] readings. *)
CoInductive reads_at_most {M} (o : oracle) : nat -> algorithm M -> Prop :=
  | reads_at_most_output N x : reads_at_most o N (Output x)
  | reads_at_most_flip N a b : reads_at_most o N a -> reads_at_most o N b -> reads_at_most o N (Flip a b)
  | reads_at_most_read N k n next : reads_at_most o N (next (o k n)) -> reads_at_most o (S N) (Read k n next).

(** ** What increases to at most 1 settles *)

Lemma multiple_beyond_1 e : 0 < e -> exists k, 1 < inject_Z (Z.of_nat k) * e.
Proof.
  intros He. exists (S (Z.to_nat (Qceiling (/ e)))). set (k := Z.to_nat (Qceiling (/ e))).
  assert (H : / e <= inject_Z (Z.of_nat k)).
  { unfold k. rewrite Z2Nat.id; [apply Qle_ceiling |]. assert (0 < / e) by (apply Qinv_lt_0_compat; exact He).
    pose proof (Qle_ceiling (/ e)). assert (0 < inject_Z (Qceiling (/ e))) by lra.
    unfold Qlt in *. simpl in *. lia. }
  rewrite Nat2Z.inj_succ, <- Z.add_1_r, inject_Z_plus. change (inject_Z 1) with 1.
  assert (E : e * / e == 1) by (apply Qmult_inv_r; lra).
  assert (1 <= inject_Z (Z.of_nat k) * e); [| lra]. rewrite <- E. nra.
Qed.

Lemma settles (s : nat -> Q) e : (forall d, 0 <= s d <= 1) -> 0 < e ->
  ~ ~ exists d, forall d', s d' <= s d + e.
Proof.
  intros R He N. destruct (multiple_beyond_1 e He) as [k Hk].
  assert (G : forall j, ~ ~ exists d, inject_Z (Z.of_nat j) * e <= s d).
  { induction j as [| j IH]; intros C.
    - apply C. exists O. pose proof (R O). change (inject_Z (Z.of_nat 0)) with 0. lra.
    - apply IH. intros [d Hd]. apply N. exists d. intros d'. apply Qnot_lt_le. intros L. apply C. exists d'.
      rewrite Nat2Z.inj_succ, <- Z.add_1_r, inject_Z_plus. change (inject_Z 1) with 1. lra. }
  apply (G k). intros [d Hd]. pose proof (R d). lra.
Qed.

(** ** The bound *)

Section Bound.
Context {M : Type}.
Implicit Types (o : oracle) (G : M -> Prop) (t : algorithm M).

(** The probability of coming to a reading or to an output within [d] tosses. *)
Fixpoint reached (d : nat) (t : algorithm M) : Q :=
  match t with
  | Flip a b => match d with O => 0 | S d => (1 # 2) * (reached d a + reached d b) end
  | _ => 1
  end.

Lemma reached_range d : forall t, 0 <= reached d t <= 1.
Proof.
  induction d as [| d IH]; intros [x | a b | k n next]; simpl; try lra. pose proof (IH a). pose proof (IH b). lra.
Qed.

Lemma reached_more d : forall d' t, (d <= d')%nat -> reached d t <= reached d' t.
Proof.
  induction d as [| d IH]; intros d' t L; [destruct t; simpl; try apply reached_range; destruct d'; simpl; lra |].
  destruct d' as [| d']; [lia |]. destruct t as [x | a b | k n next]; simpl; try lra.
  pose proof (IH d' a ltac:(lia)). pose proof (IH d' b ltac:(lia)). lra.
Qed.

Lemma attains_reached o G m t p : attains o G m t p -> exists d, p <= reached d t.
Proof.
  induction 1 as [t p L | x p Gx L | a b p q r _ [d1 H1] _ [d2 H2] L | k n next p L A _].
  - exists O. pose proof (reached_range O t). lra.
  - exists O. exact L.
  - exists (S (Nat.max d1 d2)). simpl. pose proof (reached_more d1 (Nat.max d1 d2) a (Nat.le_max_l _ _)).
    pose proof (reached_more d2 (Nat.max d1 d2) b (Nat.le_max_r _ _)). lra.
  - exists O. apply (attains_le_one _ _ _ _ _ A).
Qed.

(** Answered as [o] up to level [m], no two outputs that exclude each other have more than the probability [c]. *)
Definition shared o t m (c : Q) : Prop := forall o1 o2 G1 G2 m1 m2 p q, agree m o o1 -> agree m o o2 ->
  (forall x, G1 x -> G2 x -> False) -> attains o1 G1 m1 t p -> attains o2 G2 m2 t q -> p + q <= c.

Lemma shared_more o t m m' c : (m <= m')%nat -> shared o t m c -> shared o t m' c.
Proof.
  intros L H o1 o2 G1 G2 m1 m2 p q A1 A2. apply H; intros k l Hl; [apply A1 | apply A2]; lia.
Qed.

(** The same, where what comes after [d] tosses is counted apart. *)
Definition almost_shared o t m (c : Q) d : Prop := forall o1 o2 G1 G2 m1 m2 p q, agree m o o1 -> agree m o o2 ->
  (forall x, G1 x -> G2 x -> False) -> attains o1 G1 m1 t p -> attains o2 G2 m2 t q ->
  exists d', (d <= d')%nat /\ p + q <= c * reached d t + 2 * (reached d' t - reached d t).

Lemma almost_shared_more o t m m' c d : (m <= m')%nat -> almost_shared o t m c d -> almost_shared o t m' c d.
Proof.
  intros L H o1 o2 G1 G2 m1 m2 p q A1 A2. apply H; intros k l Hl; [apply A1 | apply A2]; lia.
Qed.

Lemma shared_almost o t m c d : (forall d, reached d t == 1) -> shared o t m c -> almost_shared o t m c d.
Proof.
  intros R H o1 o2 G1 G2 m1 m2 p q A1 A2 D P Q. exists d. split; [lia |].
  pose proof (H o1 o2 G1 G2 m1 m2 p q A1 A2 D P Q). rewrite !R. lra.
Qed.

Lemma output_shared o x e : 0 < e -> shared o (Output x) O (1 + e).
Proof.
  intros He o1 o2 G1 G2 m1 m2 p q _ _ D P Q.
  pose proof (attains_le_one _ _ _ _ _ P). pose proof (attains_le_one _ _ _ _ _ Q).
  apply attains_output_inv in P as [P | P]; [lra |]. apply attains_output_inv in Q as [Q | Q]; [lra |].
  destruct (D x P Q).
Qed.

Lemma read_shared o k n next m c : shared o (next (o k n)) m c -> shared o (Read k n next) (Nat.max n m) c.
Proof.
  intros H o1 o2 G1 G2 m1 m2 p q A1 A2 D P Q. apply attains_read_inv in P. apply attains_read_inv in Q.
  rewrite <- (A1 k n (Nat.le_max_l _ _)) in P. rewrite <- (A2 k n (Nat.le_max_l _ _)) in Q.
  apply (H o1 o2 G1 G2 m1 m2 p q); auto; intros k' l Hl; [apply A1 | apply A2]; lia.
Qed.

(** The tosses before the first reading. *)
Lemma tosses_shared o N e : 0 < e ->
  (forall k n next, reads_at_most o N (Read k n next) -> ~ ~ exists m, shared o (Read k n next) m (1 + e)) ->
  forall d t, reads_at_most o N t -> ~ ~ exists m, almost_shared o t m (1 + e) d.
Proof.
  intros He Rd d. induction d as [| d IH]; intros t H C; destruct t as [x | a b | k n next].
  - apply C. exists O. apply shared_almost; [intros []; reflexivity | apply output_shared, He].
  - apply C. exists O. intros o1 o2 G1 G2 m1 m2 p q _ _ _ P Q.
    destruct (attains_reached _ _ _ _ _ P) as [d1 P1]. destruct (attains_reached _ _ _ _ _ Q) as [d2 Q2].
    exists (Nat.max d1 d2). split; [lia |]. pose proof (reached_more d1 _ (Flip a b) (Nat.le_max_l d1 d2)).
    pose proof (reached_more d2 _ (Flip a b) (Nat.le_max_r d1 d2)). change (reached 0 (Flip a b)) with 0. lra.
  - apply (Rd k n next H). intros [m S]. apply C. exists m. apply shared_almost; [intros []; reflexivity | exact S].
  - apply C. exists O. apply shared_almost; [intros []; reflexivity | apply output_shared, He].
  - inversion H as [| ? ? ? Ha Hb |]; subst. apply (IH a Ha). intros [ma Sa]. apply (IH b Hb). intros [mb Sb].
    apply C. exists (Nat.max ma mb). intros o1 o2 G1 G2 m1 m2 p q A1 A2 D P Q.
    destruct (attains_flip_inv _ _ _ _ _ _ P) as (pa & pb & Pa & Pb & Lp).
    destruct (attains_flip_inv _ _ _ _ _ _ Q) as (qa & qb & Qa & Qb & Lq).
    apply (almost_shared_more _ _ _ _ _ _ (Nat.le_max_l ma mb)) in Sa.
    apply (almost_shared_more _ _ _ _ _ _ (Nat.le_max_r ma mb)) in Sb.
    destruct (Sa o1 o2 G1 G2 m1 m2 pa qa A1 A2 D Pa Qa) as (da & La & Ea).
    destruct (Sb o1 o2 G1 G2 m1 m2 pb qb A1 A2 D Pb Qb) as (db & Lb & Eb).
    exists (S (Nat.max da db)). split; [lia |]. simpl reached.
    pose proof (reached_more da (Nat.max da db) a (Nat.le_max_l _ _)).
    pose proof (reached_more db (Nat.max da db) b (Nat.le_max_r _ _)). lra.
  - apply (Rd k n next H). intros [m S]. apply C. exists m. apply shared_almost; [intros []; reflexivity | exact S].
Qed.

Theorem few_readings_shared N : forall o t e, reads_at_most o N t -> 0 < e -> ~ ~ exists m, shared o t m (1 + e).
Proof.
  induction N as [| N IH]; intros o t e H He C.
  all: assert (He' : 0 < (1 # 3) * e) by lra.
  all: apply (settles (fun d => reached d t) ((1 # 3) * e)); [intros d; apply reached_range | exact He' |].
  all: intros [d Hd].
  - apply (tosses_shared o O _ He') with (d := d) (t := t); [| exact H |].
    + intros k n next R. inversion R.
    + intros [m S]. apply C. exists m. intros o1 o2 G1 G2 m1 m2 p q A1 A2 D P Q.
      destruct (S o1 o2 G1 G2 m1 m2 p q A1 A2 D P Q) as (d' & _ & L).
      pose proof (Hd d'). pose proof (reached_range d t). nra.
  - apply (tosses_shared o (S N) _ He') with (d := d) (t := t); [| exact H |].
    + intros k n next R C'. inversion R; subst. apply (IH o (next (o k n)) ((1 # 3) * e)); [assumption | exact He' |].
      intros [m S']. apply C'. exists (Nat.max n m). apply read_shared, S'.
    + intros [m S']. apply C. exists m. intros o1 o2 G1 G2 m1 m2 p q A1 A2 D P Q.
      destruct (S' o1 o2 G1 G2 m1 m2 p q A1 A2 D P Q) as (d' & _ & L).
      pose proof (Hd d'). pose proof (reached_range d t). nra.
Qed.

End Bound.

Section Fork.
Context {M : Type} (d : metric M).
Variables (f : fork -> nat -> Q) (solutions : fork -> M -> Prop) (kappa alpha : Q) (first : nat).
Hypothesis solutions_apart : forall n n', (first <= n)%nat -> (first <= n')%nat ->
  apart d kappa (solutions (Member One n)) (solutions (Member Two n')).
Hypothesis alpha_small : 2 * alpha < kappa.

(** Of the limit only the answers are used. *)
Theorem W_samples t N b : reads_at_most (fork_information f Limit) N t ->
  (forall i n, (first <= n)%nat ->
     success_at_least d (fork_information f (Member i n)) (solutions (Member i n)) alpha b t) -> b <= 1 # 2.
Proof.
  intros R B. apply Qnot_lt_le. intros L. set (e := (1 # 4) * (b - (1 # 2))). assert (He : 0 < e) by (unfold e; lra).
  apply (few_readings_shared N _ t e R He). intros [m S]. pose (n := Nat.max m first).
  destruct (B One n (Nat.le_max_r _ _) e He) as [m1 P]. destruct (B Two n (Nat.le_max_r _ _) e He) as [m2 Q].
  assert (b - e + (b - e) <= 1 + e); [| unfold e in *; lra].
  apply (S (fork_information f (Member One n)) (fork_information f (Member Two n))
    (accurate d alpha (solutions (Member One n))) (accurate d alpha (solutions (Member Two n))) m1 m2); auto.
  - apply as_limit_agrees. unfold n. lia.
  - apply as_limit_agrees. unfold n. lia.
  - intros x. apply (accurate_not_both d kappa alpha); auto; apply solutions_apart; unfold n; lia.
Qed.

End Fork.

(** ** One sample at a random level *)

Section Random.
Context {M : Type}.
Implicit Types (o : oracle) (G : M -> Prop).

Definition at_level (k1 k2 : nat) (s1 s2 : M) (l : nat) : algorithm M :=
  Read k1 l (fun u => Read k2 l (fun v =>
    if Qlt_le_dec (2 * power (1 # 2) l) (u - v) then Output s1
    else if Qlt_le_dec (2 * power (1 # 2) l) (v - u) then Output s2 else coin s1 s2)).

(** Level [l] with probability 1/2, [l + 1] with 1/4, and so on. *)
CoFixpoint random_level (k1 k2 : nat) (s1 s2 : M) (l : nat) : algorithm M :=
  Flip (at_level k1 k2 s1 s2 l) (random_level k1 k2 s1 s2 (S l)).

Variables (k1 k2 : nat) (s1 s2 : M).

Lemma random_level_reads_two o : forall l, reads_at_most o 2 (random_level k1 k2 s1 s2 l).
Proof.
  cofix IH. intros l. rewrite (exposed_same (random_level k1 k2 s1 s2 l)). simpl exposed.
  apply reads_at_most_flip; [| apply IH]. unfold at_level. apply reads_at_most_read, reads_at_most_read.
  destruct (Qlt_le_dec _ _); [constructor |]. destruct (Qlt_le_dec _ _); [constructor |].
  apply reads_at_most_flip; constructor.
Qed.

Variables (f : nat -> Q) (o : oracle) (G : M -> Prop).
Hypothesis o_admissible : admissible f o.
Hypothesis right : (f k2 < f k1 /\ G s1) \/ (f k1 < f k2 /\ G s2).

Lemma at_level_half l : attains o G l (at_level k1 k2 s1 s2 l) (1 # 2).
Proof.
  constructor 4; [lia |]. constructor 4; [lia |]. cbv beta.
  destruct (o_admissible k1 l) as [_ A1]. destruct (o_admissible k2 l) as [_ A2].
  apply Qabs_Qle_condition in A1. apply Qabs_Qle_condition in A2.
  destruct (Qlt_le_dec _ _); [| destruct (Qlt_le_dec _ _)].
  - destruct right as [[D H] | [D H]]; [constructor 2; [exact H | lra] | lra].
  - destruct right as [[D H] | [D H]]; [lra | constructor 2; [exact H | lra]].
  - eapply attains_weaken; [| | apply (coin_succeeds o G s1 s2)]; [auto | lia | tauto].
Qed.

Lemma at_level_sure l : 4 * power (1 # 2) l < Qabs (f k1 - f k2) -> attains o G l (at_level k1 k2 s1 s2 l) 1.
Proof.
  intros L. constructor 4; [lia |]. constructor 4; [lia |]. cbv beta.
  destruct (o_admissible k1 l) as [_ A1]. destruct (o_admissible k2 l) as [_ A2].
  apply Qabs_Qle_condition in A1. apply Qabs_Qle_condition in A2.
  destruct (Qlt_le_dec _ _); [| destruct (Qlt_le_dec _ _)].
  - destruct right as [[D H] | [D H]]; [constructor 2; [exact H | lra] | lra].
  - destruct right as [[D H] | [D H]]; [lra | constructor 2; [exact H | lra]].
  - exfalso. revert L. apply Qle_not_lt. apply Qabs_Qle_condition. lra.
Qed.

Lemma random_level_above_half j : forall l, 4 * power (1 # 2) (j + l) < Qabs (f k1 - f k2) ->
  attains o G (S (j + l)) (random_level k1 k2 s1 s2 l) ((1 # 2) + (1 # 8) * power (1 # 2) j).
Proof.
  induction j as [| j IH]; intros l L; rewrite (exposed_same (random_level k1 k2 s1 s2 l)); simpl exposed.
  - apply attains_flip with (p := 1) (q := 1 # 4).
    + eapply attains_weaken; [| | apply at_level_sure, L]; [auto | lia].
    + rewrite (exposed_same (random_level k1 k2 s1 s2 (S l))). simpl exposed.
      apply attains_flip with (p := 1 # 2) (q := 0); [apply at_level_half | constructor 1; lra | lra].
    + simpl. lra.
  - apply attains_flip with (p := 1 # 2) (q := (1 # 2) + (1 # 8) * power (1 # 2) j).
    + eapply attains_weaken; [| | apply at_level_half]; [auto | lia].
    + replace (S (S j + l)) with (S (j + S l)) by lia. apply IH.
      replace (j + S l)%nat with (S j + l)%nat by lia. exact L.
    + simpl. lra.
Qed.

(** With every information: on each single input that two evaluations tell apart, more than 1/2. *)
Theorem W_one_sample : (forall o, reads_at_most o 2 (random_level k1 k2 s1 s2 O)) /\
  exists c, 1 # 2 < c /\ probability_at_least o G c (random_level k1 k2 s1 s2 O).
Proof.
  split; [intros o'; apply random_level_reads_two |]. assert (P : 0 < Qabs (f k1 - f k2)).
  { destruct right as [[D _] | [D _]]; [rewrite Qabs_pos by lra | rewrite Qabs_neg by lra]; lra. }
  destruct (power_half_vanishes ((1 # 4) * Qabs (f k1 - f k2))) as [j Hj]; [lra |].
  exists ((1 # 2) + (1 # 8) * power (1 # 2) j). split.
  - assert (0 < power (1 # 2) j) by (apply power_positive; lra). lra.
  - apply (attains_at_least o G (S (j + 0))), random_level_above_half. rewrite Nat.add_0_r. lra.
Qed.

End Random.
