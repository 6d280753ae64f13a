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
    iota^1_{m+1} or on iota^2_{m+1}.  That 1/2 and 2/3 are sharp is shown in Sharpness.v.

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
  intros B. apply Qnot_lt_le; intros C. destruct (above_half _ _ t b C (B O)) as [m N].
  apply (N (jump_information (S m)) (accurate d alpha (solutions (S m)))); [| | apply B].
  - apply (as_limit_agrees (f O) (f (S m)) (S m) m). lia.
  - intros x X0 X. exact (accurate_not_both d _ _ _ _ _ (solutions_apart (S m) ltac:(lia)) alpha_small X X0).
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

(** K and W in one piece, for every fork family: one and the same information for all bounds and all accuracies. *)
Theorem K {M} (d : metric M) (f : fork -> nat -> Q) (solutions : fork -> M -> Prop) (kappa : Q) (first : nat) :
  (1 <= first)%nat ->
  (forall i n k, (first <= n)%nat -> Qabs (f (Member i n) k - f Limit k) <= power (1 # 4) n) ->
  (forall n n', (first <= n)%nat -> (first <= n')%nat ->
     apart d kappa (solutions (Member One n)) (solutions (Member Two n'))) ->
  exists information, (forall iota, is_input first iota -> admissible (f iota) (information iota)) /\
    forall alpha, 2 * alpha < kappa ->
    (forall t b, (forall iota, is_input first iota ->
       success_at_least d (information iota) (solutions iota) alpha b t) -> b <= 2 # 3) /\
    (forall t b, halts_almost_surely (information Limit) t -> (forall iota, is_input first iota ->
       success_at_least d (information iota) (solutions iota) alpha b t) -> b <= 1 # 2) /\
    (forall m t b, let n := Nat.max (m + 1) first in
       reads_to (information (Member One n)) m t ->
       (forall i, success_at_least d (information (Member i n)) (solutions (Member i n)) alpha b t) -> b <= 1 # 2).
Proof.
  intros F C A. exists (fork_information f). split; [intros iota; apply (K_admissible f first); assumption |].
  intros alpha L. split; [| split].
  - intros t b. apply (K_fork d f solutions kappa alpha first); assumption.
  - intros t b. apply (K_fork_halting d f solutions kappa alpha first); assumption.
  - intros m t b. apply (W_weak_fork d f solutions kappa alpha first); assumption.
Qed.
