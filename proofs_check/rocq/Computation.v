(** * The propositions J, K, W behind all non-computability results

    The output space is a set [M] with a relation [near x r y], "the distance of x and y is at most r", for rational r,
    symmetric and with the triangle inequality.  It stands for any metric space: a distance [d] with rational values
    gives [near x r y := d x y <= r], the Euclidean one [0 <= r /\ |x - y|^2 <= r^2].

    J (jump).  Inputs iota_0, iota_1, ...; |f_k(iota_n) - f_k(iota_0)| <= 4^-n; the solutions of iota_n, n >= 1, are at
    distance >= kappa from those of iota_0.  With the nearest-dyadic information [jump_information], no randomised
    algorithm succeeds to an accuracy alpha < kappa/2 with probability > 1/2 on every input.

    K (fork).  Inputs iota_0, iota^1_n, iota^2_n; the solutions of iota^1_n and iota^2_n' are at distance >= kappa.
    (i) An algorithm that halts almost surely on iota_0 has success <= 1/2 on some input; (ii) any has <= 2/3.

    W (weak fork).  As K, but iota_0 is no input.  An algorithm that reads levels <= m only has success <= 1/2 on
    iota^1_{m+1} or on iota^2_{m+1}.

    Sharpness.  A coin attains 1/2 in J and K (i), [two_thirds] attains 2/3 in K (ii), [reader] is always right in W.

    Idea.  An output within alpha of both solution sets would bring them within 2 alpha < kappa ([accurate_not_both]).
    The rest is the coupling of Algorithms.v. *)

From Coq Require Import QArith Qabs Lqa Lia PeanoNat List.
From Barriers Require Import Algorithms Probability.
Open Scope Q_scope.

(** ** Distances *)

Record metric (M : Type) := {
  near : M -> Q -> M -> Prop;
  near_symmetric : forall x r y, near x r y -> near y r x;
  near_triangle : forall x r y s z, near x r y -> near y s z -> near x (r + s) z
}.
Arguments near {M}.

(** A distance with rational values is one. *)
Definition metric_of_distance {M} (d : M -> M -> Q) (symmetric : forall x y, d x y == d y x)
    (triangle : forall x y z, d x z <= d x y + d y z) : metric M.
Proof.
  refine {| near := fun x r y => d x y <= r |}.
  - intros x r y H. rewrite symmetric. exact H.
  - intros x r y s z H H'. pose proof (triangle x y z). lra.
Defined.

Section Accuracy.
Context {M : Type} (d : metric M).

(** [dist(x, S) <= alpha], the distance being an infimum that need not be attained. *)
Definition accurate (alpha : Q) (S : M -> Prop) (x : M) : Prop :=
  forall e, 0 < e -> exists s, S s /\ near d x (alpha + e) s.

(** [dist(S, T) >= kappa] *)
Definition apart (kappa : Q) (S T : M -> Prop) : Prop :=
  forall s t r, S s -> T t -> near d s r t -> kappa <= r.

Lemma accurate_not_both kappa alpha S T x :
  apart kappa S T -> 2 * alpha < kappa -> accurate alpha S x -> accurate alpha T x -> False.
Proof.
  intros A L HS HT. set (e := (1 # 3) * (kappa - 2 * alpha)). assert (0 < e) by (unfold e; lra).
  destruct (HS e H) as (s & Ss & Ns). destruct (HT e H) as (t & Tt & Nt).
  assert (kappa <= alpha + e + (alpha + e)).
  { apply (A s t _ Ss Tt). eapply near_triangle; [apply near_symmetric, Ns | exact Nt]. }
  unfold e in *. lra.
Qed.

(** The success of [t] on an input with solutions [S] that is answered by [o] is at least [b]. *)
Definition success_at_least (o : oracle) (S : M -> Prop) (alpha b : Q) (t : algorithm M) : Prop :=
  probability_at_least o (accurate alpha S) b t.

End Accuracy.

(** ** J *)

Section Jump.
Context {M : Type} (d : metric M).
Variables (f : nat -> nat -> Q) (solutions : nat -> M -> Prop) (kappa alpha : Q).
(** [f n k] is evaluation [k] of the input iota_n, [solutions n] its set of solutions. *)
Hypothesis f_close : forall n k, (1 <= n)%nat -> Qabs (f n k - f O k) <= power (1 # 4) n.
Hypothesis solutions_apart : forall n, (1 <= n)%nat -> apart d kappa (solutions n) (solutions O).
Hypothesis alpha_small : 2 * alpha < kappa.

(** About iota_0 and, up to level [n], about iota_n: the dyadic nearest to iota_0; beyond, nearest to iota_n. *)
Definition jump_information (n : nat) : oracle :=
  match n with O => fun k l => nearest (f O k) l | S _ => as_limit (f O) (f n) n end.

Theorem J_admissible n : admissible (f n) (jump_information n).
Proof.
  destruct n; [apply nearest_admissible |]. apply as_limit_admissible; [lia |]. intros k. apply f_close; lia.
Qed.

(** The exact inequality: being right about iota_0, having read levels [<= m], excludes being right about iota_n. *)
Theorem J_sum t m n m' p q : (m <= n)%nat -> (1 <= n)%nat ->
  attains (jump_information O) (accurate d alpha (solutions O)) m t p ->
  attains (jump_information n) (accurate d alpha (solutions n)) m' t q -> p + q <= 1.
Proof.
  intros Hm Hn A B. destruct n as [| n]; [lia |].
  apply (coupling _ _ _ _ _ _ _ _ _ A (as_limit_agrees (f O) (f (S n)) (S n) m Hm)) in B; [exact B |].
  intros x X0 Xn. exact (accurate_not_both d _ _ _ _ _ (solutions_apart (S n) Hn) alpha_small Xn X0).
Qed.

(** Tape by tape: a run that halts on iota_0 having read levels [<= n] is the same about iota_{n+1}, and its output is
    not right about both. *)
Theorem J_tape (t : algorithm M) n steps w x r :
  run steps w (jump_information O) t = Some (x, r) -> (forall k l v, In (k, l, v) r -> (l <= n)%nat) ->
  run steps w (jump_information (S n)) t = Some (x, r) /\
  ~ (accurate d alpha (solutions O) x /\ accurate d alpha (solutions (S n)) x).
Proof.
  intros R L. split.
  - apply (same_run (jump_information O) _ n); [| exact R | exact L].
    apply (as_limit_agrees (f O) (f (S n)) (S n) n). lia.
  - intros [X0 Xn]. apply (accurate_not_both d kappa alpha _ _ x (solutions_apart (S n) ltac:(lia)) alpha_small Xn X0).
Qed.

Theorem J_jump t b :
  (forall n, success_at_least d (jump_information n) (solutions n) alpha b t) -> b <= 1 # 2.
Proof.
  intros B. apply Qnot_lt_le; intros C. set (e := b - (1 # 2)). assert (He : 0 < e) by (unfold e; lra).
  assert (He2 : 0 < (1 # 2) * e) by lra.
  destruct (B O _ He2) as [m A]. destruct (B (S m) _ He2) as [m' A'].
  assert (S : b - (1 # 2) * e + (b - (1 # 2) * e) <= 1) by (apply (J_sum t m (S m) m'); auto; lia).
  unfold e in *. lra.
Qed.

End Jump.

(** The proposition in one piece: there is information against every algorithm. *)
Theorem J {M} (d : metric M) (f : nat -> nat -> Q) (solutions : nat -> M -> Prop) (kappa : Q) :
  (forall n k, (1 <= n)%nat -> Qabs (f n k - f O k) <= power (1 # 4) n) ->
  (forall n, (1 <= n)%nat -> apart d kappa (solutions n) (solutions O)) ->
  exists information, (forall n, admissible (f n) (information n)) /\
    forall alpha t b, 2 * alpha < kappa ->
      (forall n, success_at_least d (information n) (solutions n) alpha b t) -> b <= 1 # 2.
Proof.
  intros C A. exists (jump_information f). split; [apply J_admissible, C |].
  intros alpha t b L. apply (J_jump d f solutions kappa alpha A L).
Qed.

(** ** K and W *)

Inductive branch := One | Two.
Inductive fork := Limit | Member (i : branch) (n : nat).

Section Fork.
Context {M : Type} (d : metric M).
Variables (f : fork -> nat -> Q) (solutions : fork -> M -> Prop) (kappa alpha : Q) (first : nat).
(** The inputs are [Limit] and [Member i n] for [n >= first]. *)
Definition is_input (iota : fork) : Prop := match iota with Limit => True | Member _ n => (first <= n)%nat end.
Hypothesis first_positive : (1 <= first)%nat.
Hypothesis f_close :
  forall i n k, (first <= n)%nat -> Qabs (f (Member i n) k - f Limit k) <= power (1 # 4) n.
Hypothesis solutions_apart : forall n n', (first <= n)%nat -> (first <= n')%nat ->
  apart d kappa (solutions (Member One n)) (solutions (Member Two n')).
Hypothesis alpha_small : 2 * alpha < kappa.

Definition fork_information (iota : fork) : oracle :=
  match iota with
  | Limit => fun k l => nearest (f Limit k) l
  | Member i n => as_limit (f Limit) (f iota) n
  end.

Theorem K_admissible iota : is_input iota -> admissible (f iota) (fork_information iota).
Proof.
  destruct iota as [| i n]; simpl; intros Hn; [apply nearest_admissible |].
  apply as_limit_admissible; [lia |]. intros k. apply f_close, Hn.
Qed.

Let right (iota : fork) : M -> Prop := accurate d alpha (solutions iota).

Lemma right_not_both n x : (first <= n)%nat -> right (Member One n) x -> right (Member Two n) x -> False.
Proof. intros Hn. apply (accurate_not_both d kappa alpha); auto. Qed.

Let agrees i n m : (m <= n)%nat -> agree m (fork_information Limit) (fork_information (Member i n)).
Proof. apply as_limit_agrees. Qed.

(** The exact inequality: succ(iota^1_n) + succ(iota^2_n) <= 2 - P(halts on iota_0 reading levels <= m). *)
Theorem K_sum t m n m1 m2 h p q : (m <= n)%nat -> (first <= n)%nat ->
  attains (fork_information Limit) (fun _ => True) m t h ->
  attains (fork_information (Member One n)) (right (Member One n)) m1 t p ->
  attains (fork_information (Member Two n)) (right (Member Two n)) m2 t q -> p + q <= 2 - h.
Proof.
  intros Hm Hn A. apply (coupling_two _ _ _ _ _ _ _ _ _ _ _ _ _ A); [apply agrees, Hm | apply agrees, Hm |].
  intros x. apply right_not_both, Hn.
Qed.

(** What K says for an algorithm that halts on the limit with probability at least [h]. *)
Lemma K_from_halting t b h :
  probability_at_least (fork_information Limit) (fun _ => True) h t ->
  (forall i n, (first <= n)%nat ->
     success_at_least d (fork_information (Member i n)) (solutions (Member i n)) alpha b t) ->
  2 * b <= 2 - h.
Proof.
  intros A B. apply Qnot_lt_le; intros C. set (e := (1 # 4) * (2 * b - (2 - h))).
  assert (He : 0 < e) by (unfold e; lra).
  destruct (A e He) as [m A']. pose (n := Nat.max first m).
  destruct (B One n (Nat.le_max_l _ _) e He) as [m1 B1]. destruct (B Two n (Nat.le_max_l _ _) e He) as [m2 B2].
  assert (S : b - e + (b - e) <= 2 - (h - e)).
  { apply (K_sum t m n m1 m2); [unfold n; lia | unfold n; lia | exact A' | exact B1 | exact B2]. }
  unfold e in *. lra.
Qed.

Theorem K_fork_halting t b :
  halts_almost_surely (fork_information Limit) t ->
  (forall iota, is_input iota -> success_at_least d (fork_information iota) (solutions iota) alpha b t) ->
  b <= 1 # 2.
Proof.
  intros A B. assert (2 * b <= 2 - 1); [| lra]. apply (K_from_halting t b 1 A). intros i n Hn. apply B, Hn.
Qed.

Theorem K_fork t b :
  (forall iota, is_input iota -> success_at_least d (fork_information iota) (solutions iota) alpha b t) ->
  b <= 2 # 3.
Proof.
  intros B. assert (2 * b <= 2 - b); [| lra]. apply (K_from_halting t b b); [| intros i n Hn; apply B, Hn].
  intros e He. destruct (B Limit I e He) as [m A]. exists m. revert A. apply attains_weaken; auto.
Qed.

(** W: here [Limit] is no input; only its answers are used.  The sum of the two successes is at most 1. *)
Theorem W_sum t m n m1 m2 p q : (m <= n)%nat -> (first <= n)%nat ->
  reads_to (fork_information (Member One n)) m t ->
  attains (fork_information (Member One n)) (right (Member One n)) m1 t p ->
  attains (fork_information (Member Two n)) (right (Member Two n)) m2 t q -> p + q <= 1.
Proof.
  intros Hm Hn R A. apply (reads_to_attains _ _ m _ _ _ R) in A.
  apply (coupling _ _ _ _ _ _ _ _ _ A); [| intros x; apply right_not_both, Hn].
  intros k l Hl. rewrite <- (agrees One n m Hm k l Hl). apply (agrees Two n m Hm k l Hl).
Qed.

Theorem W_weak_fork t m b : let n := Nat.max (m + 1) first in
  reads_to (fork_information (Member One n)) m t ->
  (forall i, success_at_least d (fork_information (Member i n)) (solutions (Member i n)) alpha b t) ->
  b <= 1 # 2.
Proof.
  intros n R B. apply Qnot_lt_le; intros C. set (e := (1 # 2) * (b - (1 # 2))).
  assert (He : 0 < e) by (unfold e; lra).
  destruct (B One e He) as [m1 B1]. destruct (B Two e He) as [m2 B2].
  assert (S : b - e + (b - e) <= 1) by (apply (W_sum t m n m1 m2); auto; unfold n; lia).
  unfold e in *. lra.
Qed.

End Fork.

(** ** Sharpness *)

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

(** K and W in one piece, for every fork family: the bounds hold for one information, the algorithms that attain them
    work with every information. *)
Section Statements.
Context {M : Type} (d : metric M).
Variables (f : fork -> nat -> Q) (solutions : fork -> M -> Prop) (kappa alpha : Q) (first : nat).
Hypothesis first_positive : (1 <= first)%nat.

Theorem K :
  (forall i n k, (first <= n)%nat -> Qabs (f (Member i n) k - f Limit k) <= power (1 # 4) n) ->
  (forall n n', (first <= n)%nat -> (first <= n')%nat ->
     apart d kappa (solutions (Member One n)) (solutions (Member Two n'))) ->
  2 * alpha < kappa ->
  exists information, (forall iota, is_input first iota -> admissible (f iota) (information iota)) /\
    (forall t b, (forall iota, is_input first iota ->
       success_at_least d (information iota) (solutions iota) alpha b t) -> b <= 2 # 3) /\
    (forall t b, halts_almost_surely (information Limit) t -> (forall iota, is_input first iota ->
       success_at_least d (information iota) (solutions iota) alpha b t) -> b <= 1 # 2) /\
    (forall m t b, let n := Nat.max (m + 1) first in
       reads_to (information (Member One n)) m t ->
       (forall i, success_at_least d (information (Member i n)) (solutions (Member i n)) alpha b t) -> b <= 1 # 2).
Proof.
  intros C A L. exists (fork_information f). split; [| split; [| split]].
  - intros iota. apply (K_admissible f first); assumption.
  - intros t b. apply (K_fork d f solutions kappa alpha first); assumption.
  - intros t b. apply (K_fork_halting d f solutions kappa alpha first); assumption.
  - intros m t b. apply (W_weak_fork d f solutions kappa alpha first); assumption.
Qed.

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

End Statements.

(** J is sharp: one point for the members, one for the limit, and a coin between them. *)
Theorem J_sharp {M} (d : metric M) (solutions : nat -> M -> Prop) (information : nat -> oracle) (alpha : Q) (s s0 : M) :
  (forall n, (1 <= n)%nat -> accurate d alpha (solutions n) s) -> accurate d alpha (solutions O) s0 ->
  forall n, success_at_least d (information n) (solutions n) alpha (1 # 2) (coin s s0).
Proof.
  intros H H0 n. apply (attains_at_least _ _ O), coin_succeeds. destruct n; [right; exact H0 | left; apply H; lia].
Qed.
