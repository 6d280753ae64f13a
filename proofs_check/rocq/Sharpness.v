(** * The constants of J, K and W are sharp

    J and K (i): a coin between two points is right with probability 1/2 wherever one of them is right; it reads nothing
    and halts.  K (ii): with probability 1/3 each, answer s_1, answer s_2, or read until the type of the input is known,
    for ever if it is never known; from fair bits by rejection ([two_thirds]).  It is right with probability 2/3 on
    every input: on a member by reading or by one of the two points, on the limit by either point.  W: reading until the
    larger of two evaluations is known ([reader]) is always right on the members, with every information.

    Idea.  After j attempts at rejection 2/3 is reached up to 4^-j.  Readings at level l err by at most 2^-l, so the
    larger of two evaluations is known once 4 2^-l is below their distance. *)

From Coq Require Import QArith Qabs Lqa Lia PeanoNat.
From Barriers Require Import Algorithms Computation.
Open Scope Q_scope.

Section Sharpness.
Context {M : Type}.
Implicit Types (o : oracle) (G : M -> Prop) (s : M).

Definition coin (s1 s2 : M) : algorithm M := Flip (Output s1) (Output s2).

(** The coin reads nothing, halts surely, and is right with probability at least 1/2 wherever one side is right. *)
Lemma coin_succeeds o G s1 s2 : G s1 \/ G s2 -> attains o G O (coin s1 s2) (1 # 2).
Proof.
  intros [H | H]; [apply attains_flip with (p := 1) (q := 0) | apply attains_flip with (p := 0) (q := 1)];
    try (constructor 2; [assumption | lra]); try (constructor 1; lra); lra.
Qed.

Lemma coin_halts o s1 s2 : halts_almost_surely o (coin s1 s2).
Proof.
  apply (attains_at_least o _ O). apply attains_flip with (p := 1) (q := 1); [constructor 2.. |]; auto; lra.
Qed.

(** Exactly 1/2 where the other side is wrong. *)
Lemma coin_exact o G s1 s2 m p : ~ (G s1 /\ G s2) -> attains o G m (coin s1 s2) p -> p <= 1 # 2.
Proof.
  intros N A. apply attains_flip_inv in A as (q & r & A & B & H).
  pose proof (attains_le_one _ _ _ _ _ A). pose proof (attains_le_one _ _ _ _ _ B).
  apply attains_output_inv in A. apply attains_output_inv in B. intuition lra.
Qed.

(** With probability 1/3 each: [s1]; [s2]; [ask].  Fair bits: of four equally likely cases, the last starts again. *)
CoFixpoint two_thirds (s1 s2 : M) (ask : algorithm M) : algorithm M :=
  Flip (Flip (Output s1) (Output s2)) (Flip ask (two_thirds s1 s2 ask)).

(** After [j] attempts. *)
Lemma two_thirds_attempts o G s1 s2 ask m p1 p2 p3 j :
  attains o G m (Output s1) p1 -> attains o G m (Output s2) p2 -> attains o G m ask p3 -> 2 <= p1 + p2 + p3 ->
  attains o G m (two_thirds s1 s2 ask) ((2 # 3) * (1 - power (1 # 4) j)).
Proof.
  intros A1 A2 A3 Sum. induction j as [| j IH]; [constructor 1; simpl; lra |].
  rewrite (exposed_same (two_thirds s1 s2 ask)). simpl exposed.
  eapply attains_flip.
  - eapply attains_flip; [exact A1 | exact A2 | apply Qle_refl].
  - eapply attains_flip; [exact A3 | exact IH | apply Qle_refl].
  - simpl power. lra.
Qed.

Lemma two_thirds_limit o G s1 s2 ask m p1 p2 p3 :
  attains o G m (Output s1) p1 -> attains o G m (Output s2) p2 -> attains o G m ask p3 -> 2 <= p1 + p2 + p3 ->
  probability_at_least o G (2 # 3) (two_thirds s1 s2 ask).
Proof.
  intros A1 A2 A3 Sum e He. destruct (power_half_vanishes e He) as [j Hj]. exists m.
  eapply attains_less; [eapply (two_thirds_attempts _ _ _ _ _ _ _ _ _ (S j) A1 A2 A3 Sum) |].
  pose proof (power_quarter_half (S j) ltac:(lia)). pose proof (power_half_decreases j (S (S j)) ltac:(lia)).
  assert (0 < power (1 # 4) (S j)) by (apply power_positive; lra). lra.
Qed.

(** K (iii): where [s1] or [s2] is right, and the third way too; or where both are right. *)
Theorem K_two_thirds_member o G s1 s2 ask m : G s1 \/ G s2 -> attains o G m ask 1 ->
  probability_at_least o G (2 # 3) (two_thirds s1 s2 ask).
Proof.
  intros [H | H] A;
    [apply (two_thirds_limit o G s1 s2 ask m 1 0 1) | apply (two_thirds_limit o G s1 s2 ask m 0 1 1)];
    try exact A; try (constructor 2; [assumption | lra]); try (constructor 1; lra); lra.
Qed.

Theorem K_two_thirds_limit o G s1 s2 ask : G s1 -> G s2 ->
  probability_at_least o G (2 # 3) (two_thirds s1 s2 ask).
Proof.
  intros H1 H2. apply (two_thirds_limit o G s1 s2 ask O 1 1 0);
    try (constructor 2; [assumption | lra]); try (constructor 1; lra); lra.
Qed.

(** Reading until the type is known: is evaluation [k1] or evaluation [k2] the larger one?  For ever if they agree. *)
CoFixpoint reader (k1 k2 : nat) (s1 s2 : M) (l : nat) : algorithm M :=
  Read k1 l (fun u => Read k2 l (fun v =>
    if Qlt_le_dec (2 * power (1 # 2) l) (u - v) then Output s1
    else if Qlt_le_dec (2 * power (1 # 2) l) (v - u) then Output s2
    else reader k1 k2 s1 s2 (S l))).

Lemma reader_decides (f : nat -> Q) o G k1 k2 s1 s2 : admissible f o ->
  (f k2 < f k1 /\ G s1) \/ (f k1 < f k2 /\ G s2) ->
  forall j l, 4 * power (1 # 2) (j + l) < Qabs (f k1 - f k2) -> attains o G (j + l) (reader k1 k2 s1 s2 l) 1.
Proof.
  intros A D. induction j as [| j IH]; intros l L;
    rewrite (exposed_same (reader k1 k2 s1 s2 l)); simpl exposed;
    (constructor 4; [lia |]); (constructor 4; [lia |]); cbv beta;
    destruct (A k1 l) as [_ A1]; destruct (A k2 l) as [_ A2];
    apply Qabs_Qle_condition in A1; apply Qabs_Qle_condition in A2;
    (destruct (Qlt_le_dec _ _); [| destruct (Qlt_le_dec _ _)]);
    try (destruct D as [[D H] | [D H]]; try lra; constructor 2; [exact H | lra]).
  - exfalso. revert L. simpl plus. apply Qle_not_lt. apply Qabs_Qle_condition. lra.
  - replace (S j + l)%nat with (j + S l)%nat in * by lia. apply IH, L.
Qed.

(** With whatever information, the reader is always right where one evaluation is larger. *)
Theorem reader_right (f : nat -> Q) o G k1 k2 s1 s2 : admissible f o ->
  (f k2 < f k1 /\ G s1) \/ (f k1 < f k2 /\ G s2) -> exists m, attains o G m (reader k1 k2 s1 s2 O) 1.
Proof.
  intros A D. assert (P : 0 < Qabs (f k1 - f k2)).
  { destruct D as [[D _] | [D _]]; [rewrite Qabs_pos by lra | rewrite Qabs_neg by lra]; lra. }
  destruct (power_half_vanishes ((1 # 4) * Qabs (f k1 - f k2))) as [j Hj]; [lra |].
  exists (j + 0)%nat. apply (reader_decides f); auto. rewrite Nat.add_0_r. lra.
Qed.

End Sharpness.

(** ** The statements *)

(** J is sharp: one point for the members, one for the limit, and a coin between them. *)
Theorem J_sharp {M} (d : metric M) (solutions : nat -> M -> Prop) (information : nat -> oracle) (alpha : Q) (s s0 : M) :
  (forall n, (1 <= n)%nat -> accurate d alpha (solutions n) s) -> accurate d alpha (solutions O) s0 ->
  forall n, success_at_least d (information n) (solutions n) alpha (1 # 2) (coin s s0).
Proof.
  intros H H0 n. apply (attains_at_least _ _ O), coin_succeeds. destruct n; [right; exact H0 | left; apply H; lia].
Qed.

Section Fork.
Context {M : Type} (d : metric M).
Variables (f : fork -> nat -> Q) (solutions : fork -> M -> Prop) (alpha : Q) (first : nat).

(** K (iii), and that an algorithm which is always right on the weak fork exists: with every information, if s_1 and
    s_2 are within alpha of the solutions and two evaluations tell the branches apart. *)
Theorem K_sharp (information : fork -> oracle) (s1 s2 : M) (k1 k2 : nat) :
  (forall iota, is_input first iota -> admissible (f iota) (information iota)) ->
  (forall n, (first <= n)%nat -> accurate d alpha (solutions (Member One n)) s1) ->
  (forall n, (first <= n)%nat -> accurate d alpha (solutions (Member Two n)) s2) ->
  accurate d alpha (solutions Limit) s1 -> accurate d alpha (solutions Limit) s2 ->
  (forall n, (first <= n)%nat -> f (Member One n) k2 < f (Member One n) k1) ->
  (forall n, (first <= n)%nat -> f (Member Two n) k1 < f (Member Two n) k2) ->
  let ask := reader k1 k2 s1 s2 O in
  halts_almost_surely (information Limit) (coin s1 s2) /\
  forall iota, is_input first iota ->
    success_at_least d (information iota) (solutions iota) alpha (1 # 2) (coin s1 s2) /\
    success_at_least d (information iota) (solutions iota) alpha (2 # 3) (two_thirds s1 s2 ask) /\
    (iota <> Limit -> success_at_least d (information iota) (solutions iota) alpha 1 ask).
Proof.
  intros A H1 H2 L1 L2 K1 K2 ask. split; [apply coin_halts |]. intros iota Hi.
  assert (R : accurate d alpha (solutions iota) s1 \/ accurate d alpha (solutions iota) s2).
  { destruct iota as [| [|] n]; [left; exact L1 | left; apply H1, Hi | right; apply H2, Hi]. }
  split; [apply (attains_at_least _ _ O), coin_succeeds, R |].
  destruct iota as [| i n]; [split; [apply K_two_thirds_limit; assumption | congruence] |].
  destruct (reader_right (f (Member i n)) (information (Member i n)) (accurate d alpha (solutions (Member i n)))
              k1 k2 s1 s2) as [m Hm].
  - apply A, Hi.
  - destruct i; [left | right]; split; auto.
  - split; [apply (K_two_thirds_member _ _ _ _ _ m R Hm) | intros _; apply (attains_at_least _ _ m), Hm].
Qed.

End Fork.
