(** * Information and randomised algorithms

    Informally.  An input is known through readings: the reading of evaluation [k] at level [n] is a dyadic [j 2^-n]
    within [2^-n] of the evaluation.  A randomised algorithm reads, tosses fair coins, and halts with an output or
    never; what it does depends on the input only through the values read.

    If an input is within [4^-n] of a limit, the answers about the limit are admissible for it up to level [n]
    ([as_limit_admissible]); a run that reads levels [<= n] cannot tell the two apart.

    Idea.  "The algorithm halts with an output in [H], having read levels [<= m], with probability [>= h]" has a finite
    proof, a finite part of the tree of coin tosses ([attains]).  Induction on that part compares it with the runs, on
    the same coins, about other inputs: [coupling], [coupling_two].  No measure theory is needed; that the
    probabilities are the usual ones is shown by counting tapes in Probability.v. *)

From Coq Require Import QArith Qround Qabs Lqa Lia PeanoNat List.
Import ListNotations.
Open Scope Q_scope.

(** ** Powers *)

Fixpoint power (q : Q) (n : nat) : Q :=
  match n with O => 1 | S n => q * power q n end.

Lemma power_positive q n : 0 < q -> 0 < power q n.
Proof. intros H; induction n; simpl; [lra | nra]. Qed.

Lemma power_two_half n : power 2 n * power (1 # 2) n == 1.
Proof. induction n; simpl; [lra | nra]. Qed.

Lemma power_half_decreases n m : (n <= m)%nat -> power (1 # 2) m <= power (1 # 2) n.
Proof.
  induction 1; [lra |]. simpl. assert (0 < power (1 # 2) m) by (apply power_positive; lra). lra.
Qed.

Lemma power_quarter_half n : (1 <= n)%nat -> power (1 # 4) n <= power (1 # 2) (S n).
Proof.
  induction 1 as [| n H IH]; simpl in *; [lra |]. assert (0 < power (1 # 4) n) by (apply power_positive; lra). lra.
Qed.

Lemma power_two_grows n : inject_Z (Z.of_nat n) + 1 <= power 2 n.
Proof.
  induction n; [simpl; unfold inject_Z; lra |]. rewrite Nat2Z.inj_succ, <- Z.add_1_r, inject_Z_plus. simpl power.
  assert (0 <= inject_Z (Z.of_nat n)) by (unfold Qle; simpl; lia). change (inject_Z 1) with 1. lra.
Qed.

Lemma power_half_vanishes e : 0 < e -> exists n, power (1 # 2) n < e.
Proof.
  intros He. exists (Z.to_nat (Qceiling (/ e))). set (n := Z.to_nat _).
  assert (Hi : 0 < / e) by (apply Qinv_lt_0_compat; assumption).
  assert (Hn : / e <= inject_Z (Z.of_nat n)).
  { unfold n. rewrite Z2Nat.id; [apply Qle_ceiling |].
    assert (0 < inject_Z (Qceiling (/ e))) by (pose proof (Qle_ceiling (/ e)); lra).
    unfold Qlt in *; simpl in *; lia. }
  pose proof (power_two_grows n). pose proof (power_two_half n).
  assert (0 < power (1 # 2) n) by (apply power_positive; lra).
  assert (Ee : e * / e == 1) by (apply Qmult_inv_r; lra).
  setoid_replace e with (e * (power 2 n * power (1 # 2) n)) by (rewrite H0; ring).
  assert (1 < e * power 2 n) by nra. nra.
Qed.

(** ** Information of type Delta_1 *)

(** [o k n] is the reading of evaluation [k] at level [n]. *)
Definition oracle := nat -> nat -> Q.

Definition dyadic (n : nat) (x : Q) : Prop := exists j : Z, x == inject_Z j * power (1 # 2) n.

(** Answers about the input whose evaluations are [f]. *)
Definition admissible (f : nat -> Q) (o : oracle) : Prop :=
  forall k n, dyadic n (o k n) /\ Qabs (o k n - f k) <= power (1 # 2) n.

(** The dyadic of level [n] nearest to [x]. *)
Definition nearest (x : Q) (n : nat) : Q :=
  inject_Z (Qfloor (x * power 2 n + (1 # 2))) * power (1 # 2) n.

(** What computes: whether [v] may be answered about the evaluation [x] at level [n]. *)
Definition reading_bool (x : Q) (n : nat) (v : Q) : bool :=
  let scaled := v * power 2 n in
  Qeq_bool scaled (inject_Z (Qfloor scaled)) && Qle_bool (Qabs (v - x)) (power (1 # 2) n).

Lemma reading_decided x n v : reading_bool x n v = true <-> dyadic n v /\ Qabs (v - x) <= power (1 # 2) n.
Proof.
  unfold reading_bool. rewrite Bool.andb_true_iff, Qeq_bool_iff, Qle_bool_iff.
  assert (E : v == v * power 2 n * power (1 # 2) n) by (rewrite <- Qmult_assoc, power_two_half; ring).
  split; intros [H L]; (split; [| exact L]).
  - exists (Qfloor (v * power 2 n)). rewrite <- H. exact E.
  - destruct H as [j Hj].
    assert (F : v * power 2 n == inject_Z j).
    { rewrite Hj, <- Qmult_assoc, (Qmult_comm (power (1 # 2) n)), power_two_half. ring. }
    rewrite F, Qfloor_Z. reflexivity.
Qed.

Lemma nearest_dyadic x n : dyadic n (nearest x n).
Proof. eexists; reflexivity. Qed.

Lemma nearest_error x n : Qabs (nearest x n - x) <= power (1 # 2) (S n).
Proof.
  unfold nearest. pose proof (Qfloor_le (x * power 2 n + (1 # 2))). pose proof (Qlt_floor (x * power 2 n + (1 # 2))).
  rewrite inject_Z_plus in H0. change (inject_Z 1) with 1 in H0.
  set (j := inject_Z _) in *. pose proof (power_two_half n) as E.
  assert (0 < power (1 # 2) n) by (apply power_positive; lra).
  setoid_replace (j * power (1 # 2) n - x) with ((j - x * power 2 n) * power (1 # 2) n)
    by (transitivity (j * power (1 # 2) n - x * (power 2 n * power (1 # 2) n)); [rewrite E |]; ring).
  assert (- (1 # 2) <= j - x * power 2 n <= 1 # 2) by lra.
  change (power (1 # 2) (S n)) with ((1 # 2) * power (1 # 2) n).
  set (d := j - x * power 2 n) in *. apply Qabs_Qle_condition. split; nra.
Qed.

Lemma nearest_admissible f : admissible f (fun k n => nearest (f k) n).
Proof.
  intros k n. split; [apply nearest_dyadic |]. eapply Qle_trans; [apply nearest_error |].
  apply power_half_decreases; lia.
Qed.

(** An input within [4^-n] of the limit may be answered as the limit up to level [n]. *)
Definition as_limit (limit f : nat -> Q) (n : nat) : oracle :=
  fun k l => if (l <=? n)%nat then nearest (limit k) l else nearest (f k) l.

Lemma as_limit_admissible limit f n :
  (1 <= n)%nat -> (forall k, Qabs (f k - limit k) <= power (1 # 4) n) -> admissible f (as_limit limit f n).
Proof.
  intros Hn Hf k l. unfold as_limit. destruct (Nat.leb_spec l n) as [Hl |].
  2: apply (nearest_admissible f k l).
  split; [apply nearest_dyadic |].
  pose proof (nearest_error (limit k) l) as E. pose proof (power_quarter_half n Hn). specialize (Hf k).
  assert (power (1 # 2) (S n) <= power (1 # 2) (S l)) by (apply power_half_decreases; lia).
  apply Qabs_Qle_condition in E. apply Qabs_Qle_condition in Hf. apply Qabs_Qle_condition. simpl in *. lra.
Qed.

(** Two oracles give the same answers up to level [m]. *)
Definition agree (m : nat) (o o' : oracle) : Prop := forall k l, (l <= m)%nat -> o k l = o' k l.

Lemma as_limit_agrees limit f n m : (m <= n)%nat -> agree m (fun k l => nearest (limit k) l) (as_limit limit f n).
Proof. intros H k l Hl. unfold as_limit. destruct (Nat.leb_spec l n); [reflexivity | lia]. Qed.

(** ** Randomised algorithms *)

(** A possibly infinite tree: halt, toss a fair coin, or read evaluation [k] at level [n] and go on with the answer. *)
CoInductive algorithm (M : Type) : Type :=
  | Output (x : M)
  | Flip (heads tails : algorithm M)
  | Read (k n : nat) (next : Q -> algorithm M).
Arguments Output {M} x.
Arguments Flip {M} heads tails.
Arguments Read {M} k n next.

Definition exposed {M} (t : algorithm M) : algorithm M :=
  match t with Output x => Output x | Flip a b => Flip a b | Read k n next => Read k n next end.
Lemma exposed_same {M} (t : algorithm M) : t = exposed t.
Proof. destruct t; reflexivity. Qed.

(** Algorithms that toss no coin. *)
CoInductive deterministic {M} : algorithm M -> Prop :=
  | deterministic_output x : deterministic (Output x)
  | deterministic_read k n next : (forall v, deterministic (next v)) -> deterministic (Read k n next).

(** [attains o G m t p]: answered by [o], the algorithm [t] halts with an output in [G], having read levels [<= m]
    only, with probability at least [p] – as finitely many of its tosses show. *)
Inductive attains {M} (o : oracle) (G : M -> Prop) (m : nat) : algorithm M -> Q -> Prop :=
  | attains_nothing t p : p <= 0 -> attains o G m t p
  | attains_output x p : G x -> p <= 1 -> attains o G m (Output x) p
  | attains_flip a b p q r :
      attains o G m a p -> attains o G m b q -> r <= (1 # 2) * (p + q) -> attains o G m (Flip a b) r
  | attains_read k n next p : (n <= m)%nat -> attains o G m (next (o k n)) p -> attains o G m (Read k n next) p.

(** [P(t halts with an output in G) >= b]: all smaller probabilities are attained. *)
Definition probability_at_least {M} (o : oracle) (G : M -> Prop) (b : Q) (t : algorithm M) : Prop :=
  forall e, 0 < e -> exists m, attains o G m t (b - e).

Definition halts_almost_surely {M} (o : oracle) (t : algorithm M) : Prop :=
  probability_at_least o (fun _ => True) 1 t.

Section Attains.
Context {M : Type}.
Implicit Types (o : oracle) (G H : M -> Prop) (t : algorithm M) (p q h : Q) (m n : nat).

Lemma attains_le_one o G m t p : attains o G m t p -> p <= 1.
Proof. induction 1; lra. Qed.

Lemma attains_less o G m t p q : attains o G m t p -> q <= p -> attains o G m t q.
Proof.
  intros A; revert q; induction A; intros; [constructor 1; lra | constructor 2; [assumption | lra] | |].
  - econstructor 3; eauto; lra.
  - constructor 4; auto.
Qed.

Lemma attains_weaken o G H m n t p :
  (forall x, G x -> H x) -> (m <= n)%nat -> attains o G m t p -> attains o H n t p.
Proof.
  intros GH L; induction 1; [constructor 1 | constructor 2 | econstructor 3 | constructor 4]; eauto; lia.
Qed.

Lemma attains_at_least o G m t p : attains o G m t p -> probability_at_least o G p t.
Proof. intros A e He. exists m. apply (attains_less o G m t p); [assumption | lra]. Qed.

Lemma attains_flip_inv o G m a b r : attains o G m (Flip a b) r ->
  exists p q, attains o G m a p /\ attains o G m b q /\ r <= (1 # 2) * (p + q).
Proof.
  intros A; inversion A; subst; eauto. exists 0, 0. repeat split; try (constructor 1); lra.
Qed.

Lemma attains_read_inv o G m k n next r : attains o G m (Read k n next) r -> attains o G m (next (o k n)) r.
Proof. intros A; inversion A; subst; auto. constructor 1; assumption. Qed.

Lemma attains_output_inv o G m x r : attains o G m (Output x) r -> r <= 0 \/ G x.
Proof. intros A; inversion A; subst; auto. Qed.

(** What an algorithm does on [o] reading levels [<= m] leaves, on every oracle with the same answers, only the
    remaining probability to outputs that are excluded – here, from some member [N] of a sequence on. *)
Lemma coupling_eventually o H (G : nat -> M -> Prop) m t h :
  attains o H m t h ->
  (forall x, H x -> exists N, forall n, (N <= n)%nat -> ~ G n x) ->
  exists N, forall n, (N <= n)%nat -> forall o' m' p, agree m o o' -> attains o' (G n) m' t p -> h + p <= 1.
Proof.
  intros A E. induction A as [t h | x h Hx | a b h1 h2 h _ [N1 IH1] _ [N2 IH2] | k l next h L _ [N IH]].
  - exists O. intros n _ o' m' p _ B. apply attains_le_one in B. lra.
  - destruct (E x Hx) as [N HN]. exists N. intros n Hn o' m' p _ B.
    apply attains_output_inv in B as [| B]; [lra | destruct (HN n Hn B)].
  - exists (Nat.max N1 N2). intros n Hn o' m' p Ag B.
    destruct (attains_flip_inv _ _ _ _ _ _ B) as (p1 & p2 & B1 & B2 & ?).
    apply IH1 in B1; [| lia | assumption]. apply IH2 in B2; [| lia | assumption]. lra.
  - exists N. intros n Hn o' m' p Ag B. apply attains_read_inv in B. rewrite <- (Ag k l L) in B.
    apply (IH n Hn o' m' p Ag B).
Qed.

(** The coupling of J: outputs that exclude each other share the probability 1. *)
Lemma coupling o o' H G m m' t h p :
  attains o H m t h -> agree m o o' -> (forall x, H x -> G x -> False) -> attains o' G m' t p -> h + p <= 1.
Proof.
  intros A Ag E B.
  destruct (coupling_eventually o H (fun _ => G) m t h A) as [N HN]; [intros x Hx; exists O; eauto |].
  apply (HN N (le_n N) o' m' p Ag B).
Qed.

(** So what is right on [o] with probability > 1/2 is not so where, up to some level, the answers are the same and the
    outputs that are right are others. *)
Lemma above_half o H t b : 1 # 2 < b -> probability_at_least o H b t ->
  exists m, forall o' G, agree m o o' -> (forall x, H x -> G x -> False) -> ~ probability_at_least o' G b t.
Proof.
  intros L A. set (e := (1 # 2) * (b - (1 # 2))). assert (He : 0 < e) by (unfold e; lra).
  destruct (A e He) as [m A']. exists m. intros o' G Ag E B. destruct (B e He) as [m' B'].
  pose proof (coupling _ _ _ _ _ _ _ _ _ A' Ag E B'). unfold e in *. lra.
Qed.

(** The coupling of X2: where each output in [H] is in [F1] or in [F2], the two have the probability of [H] at least. *)
Lemma coupling_either o o1 o2 H F1 F2 m t h :
  attains o H m t h -> agree m o o1 -> agree m o o2 -> (forall x, H x -> ~ (~ F1 x /\ ~ F2 x)) ->
  ~ forall p q, attains o1 F1 m t p -> attains o2 F2 m t q -> p + q < h.
Proof.
  intros A Ag1 Ag2 E.
  induction A as [t h | x h Hx | a b h1 h2 h _ IH1 _ IH2 | k l next h L _ IH]; intros C.
  - specialize (C 0 0). lapply C; [| constructor 1; lra]. intros C'. lapply C'; [lra | constructor 1; lra].
  - apply (E x Hx). split; intros F.
    + assert (1 + 0 < h); [| lra]. apply C; [constructor 2; [exact F | lra] | constructor 1; lra].
    + assert (0 + 1 < h); [| lra]. apply C; [constructor 1; lra | constructor 2; [exact F | lra]].
  - apply IH1. intros p1 q1 P1 Q1. apply Qnot_le_lt. intros L1. apply IH2. intros p2 q2 P2 Q2.
    apply Qnot_le_lt. intros L2. assert ((1 # 2) * (p1 + p2) + (1 # 2) * (q1 + q2) < h); [| lra].
    apply C; eapply attains_flip; eauto; apply Qle_refl.
  - apply IH. intros p q P Q. apply C; (constructor 4; [exact L |]).
    + rewrite <- (Ag1 k l L). exact P.
    + rewrite <- (Ag2 k l L). exact Q.
Qed.

(** The coupling of K: where [t] halts on the limit, at most one of the two branches is answered rightly. *)
Lemma coupling_two o o1 o2 H G1 G2 m m1 m2 t h p q :
  attains o H m t h -> agree m o o1 -> agree m o o2 -> (forall x, G1 x -> G2 x -> False) ->
  attains o1 G1 m1 t p -> attains o2 G2 m2 t q -> p + q <= 2 - h.
Proof.
  intros A Ag1 Ag2 E. revert p q.
  induction A as [t h | x h Hx | a b h1 h2 h _ IH1 _ IH2 | k l next h L _ IH]; intros p q B1 B2;
    pose proof (attains_le_one _ _ _ _ _ B1); pose proof (attains_le_one _ _ _ _ _ B2).
  - lra.
  - apply attains_output_inv in B1 as [| B1]; [lra |]. apply attains_output_inv in B2 as [| B2]; [lra |].
    destruct (E x B1 B2).
  - destruct (attains_flip_inv _ _ _ _ _ _ B1) as (p1 & p2 & C1 & C2 & ?).
    destruct (attains_flip_inv _ _ _ _ _ _ B2) as (q1 & q2 & D1 & D2 & ?).
    specialize (IH1 _ _ C1 D1). specialize (IH2 _ _ C2 D2). lra.
  - apply attains_read_inv in B1. apply attains_read_inv in B2.
    rewrite <- (Ag1 k l L) in B1. rewrite <- (Ag2 k l L) in B2. auto.
Qed.

(** On the runs that [o] answers, [t] reads levels [<= m] only. *)
CoInductive reads_to o m : algorithm M -> Prop :=
  | reads_to_output x : reads_to o m (Output x)
  | reads_to_flip a b : reads_to o m a -> reads_to o m b -> reads_to o m (Flip a b)
  | reads_to_read k n next : (n <= m)%nat -> reads_to o m (next (o k n)) -> reads_to o m (Read k n next).

Lemma reads_to_attains o G m n t p : reads_to o m t -> attains o G n t p -> attains o G m t p.
Proof.
  intros R A; induction A; inversion R; subst;
    [constructor 1 | constructor 1 | constructor 1 | constructor 2 | econstructor 3 | constructor 4]; eauto.
Qed.

End Attains.
