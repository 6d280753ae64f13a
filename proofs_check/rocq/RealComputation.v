(** * J, K, W, X1, X2 over the real numbers

    Evaluations, distances, accuracies and probabilities are real; the metric spaces are those of the standard library.
    The algorithms are general ones (GeneralAlgorithms.v), over any probability space: a set of outcomes, a
    sigma-algebra and a probability that is monotone, finitely additive and continuous from below.  Readings are dyadic
    numbers.

    Idea.  Such a space is one over the ordered field R ([as_space]), where the inner probability of an event is its
    probability ([at_least_real]); the nearest dyadic is found by rounding. *)

From Coq Require Import QArith Raxioms RIneq Rbasic_fun Rfunctions R_Ifp Rlimit Rseries Lra Lia PeanoNat List.
From Coq Require Qreals.
From Barriers Require Import OrderedFields RealField ProbabilitySpaces Algorithms Computation.
From Barriers Require Import GeneralAlgorithms GeneralForks.
From Barriers Require Entries.
Open Scope R_scope.

(** ** Probability spaces *)

Record real_probability_space := {
  sample : Type;
  measurable : (sample -> Prop) -> Prop;
  Prob : (sample -> Prop) -> R;
  measurable_all : measurable (fun _ => True);
  measurable_not : forall A, measurable A -> measurable (fun w => ~ A w);
  measurable_and : forall A B, measurable A -> measurable B -> measurable (fun w => A w /\ B w);
  measurable_union : forall A : nat -> sample -> Prop,
    (forall n, measurable (A n)) -> measurable (fun w => exists n, A n w);
  Prob_all : Prob (fun _ => True) = 1;
  Prob_monotone : forall A B, measurable A -> measurable B -> (forall w, A w -> B w) -> Prob A <= Prob B;
  Prob_additive : forall A B, measurable A -> measurable B ->
    Prob A = Prob (fun w => A w /\ B w) + Prob (fun w => A w /\ ~ B w);
  Prob_continuous : forall A : nat -> sample -> Prop, (forall n, measurable (A n)) ->
    (forall n w, A n w -> A (S n) w) -> Un_cv (fun n => Prob (A n)) (Prob (fun w => exists n, A n w))
}.

Definition as_space (P : real_probability_space) : probability_space R_field.
Proof.
  refine (@Build_probability_space R_field (sample P) (fun A p => measurable P A /\ Prob P A = p) _ _ _ _).
  - split; [apply measurable_all | apply Prob_all].
  - intros A B p q [MA <-] [MB <-] I. apply (Prob_monotone P A B MA MB I).
  - intros A B p q [MA <-] [MB <-]. exists (Prob P (fun w => A w /\ B w)), (Prob P (fun w => A w /\ ~ B w)).
    split; [split; [apply measurable_and; assumption | reflexivity] |].
    split; [split; [apply measurable_and; [| apply measurable_not]; assumption | reflexivity] |].
    apply (Prob_additive P A B MA MB).
  - intros A B p E I [MB <-] U e He.
    assert (MA : forall n, measurable P (A n)) by (intros n; destruct (E n) as (q & H & _); exact H).
    destruct (Prob_continuous P A MA I e He) as [n Hn]. exists n, (Prob P (A n)).
    split; [split; [apply MA | reflexivity] |]. specialize (Hn n (le_n n)). unfold R_dist in Hn. apply Rabs_def2 in Hn.
    pose proof (Prob_monotone P B _ MB (measurable_union P A MA) (fun w Bw => proj1 (U w) Bw)). simpl. lra.
Defined.

Section Space.
Variable P : real_probability_space.

Lemma event_real A : measurable P A -> event (as_space P) A.
Proof. intros M. exists (Prob P A). split; [exact M | reflexivity]. Qed.

Lemma at_least_real A b : measurable P A -> at_least (as_space P) A b <-> b <= Prob P A.
Proof. intros M. apply (at_least_event (as_space P) A b (Prob P A)). split; [exact M | reflexivity]. Qed.

Lemma at_most_real A c : measurable P A -> at_most (as_space P) A c <-> Prob P A <= c.
Proof.
  intros M. split; [intros H; apply H, at_least_real; [exact M | apply Rle_refl] |].
  intros H p L. apply at_least_real in L; [| exact M]. apply (Rle_trans _ _ _ L H).
Qed.

End Space.

(** ** Information *)

Definition real_admissible (f : nat -> R) (o : oracle) : Prop :=
  forall k n, dyadic n (o k n) /\ Rabs (Q2R (o k n) - f k) <= (1 / 2) ^ n.

(** 4^-n *)
Lemma quarter_real n : @Entries.quarter R_field n = (1 / 4) ^ n.
Proof. induction n as [| n IH]; [reflexivity |]. unfold Entries.quarter in *. simpl. rewrite IH. reflexivity. Qed.

(** The dyadic of level [n] nearest to [x]. *)
Definition real_nearest (x : R) (n : nat) : Q := (inject_Z (Int_part (x * 2 ^ n + 1 / 2)) * power (1 # 2) n)%Q.

Lemma Q2R_power n : Q2R (power (1 # 2) n) = (1 / 2) ^ n.
Proof.
  induction n as [| n IH]; simpl; [unfold Q2R; simpl; lra |]. rewrite Qreals.Q2R_mult, IH. reflexivity.
Qed.

Lemma half_power n : 2 ^ n * (1 / 2) ^ n = 1.
Proof. rewrite <- Rpow_mult_distr. replace (2 * (1 / 2)) with 1 by lra. apply pow1. Qed.

Lemma half_positive n : 0 < (1 / 2) ^ n.
Proof. apply pow_lt. lra. Qed.

Lemma half_decreases n m : (n <= m)%nat -> (1 / 2) ^ m <= (1 / 2) ^ n.
Proof. induction 1 as [| m _ IH]; [lra |]. simpl. pose proof (half_positive m). lra. Qed.

Lemma quarter_half n : (1 <= n)%nat -> (1 / 4) ^ n <= (1 / 2) ^ S n.
Proof.
  induction 1 as [| n _ IH]; [simpl; lra |]. change ((1 / 4) ^ S n) with (1 / 4 * (1 / 4) ^ n).
  change ((1 / 2) ^ S (S n)) with (1 / 2 * (1 / 2) ^ S n). pose proof (half_positive (S n)).
  assert (0 < (1 / 4) ^ n) by (apply pow_lt; lra). lra.
Qed.

Lemma real_nearest_error x n : Rabs (Q2R (real_nearest x n) - x) <= (1 / 2) ^ S n.
Proof.
  unfold real_nearest. rewrite Qreals.Q2R_mult, Q2R_power. set (y := x * 2 ^ n + 1 / 2).
  assert (E : Q2R (inject_Z (Int_part y)) = IZR (Int_part y)) by (unfold Q2R, inject_Z; simpl; lra). rewrite E.
  destruct (base_Int_part y) as [L U]. pose proof (half_power n) as H. pose proof (half_positive n) as H0.
  set (j := IZR (Int_part y)) in *. assert (X : x = x * 2 ^ n * (1 / 2) ^ n) by (rewrite Rmult_assoc, H; lra).
  replace (j * (1 / 2) ^ n - x) with ((j - x * 2 ^ n) * (1 / 2) ^ n) by (rewrite X at 2; lra).
  change ((1 / 2) ^ S n) with (1 / 2 * (1 / 2) ^ n). unfold y in *. clear X E. set (z := x * 2 ^ n) in *.
  set (h := (1 / 2) ^ n) in *. clearbody h z j. apply Rabs_le. split; nra.
Qed.

Lemma real_nearest_admissible f : real_admissible f (fun k n => real_nearest (f k) n).
Proof.
  intros k n. split; [eexists; reflexivity |]. eapply Rle_trans; [apply real_nearest_error |].
  apply half_decreases. lia.
Qed.

(** Answers about the limit up to level [n], and about the input itself beyond. *)
Definition as_real_limit (limit f : nat -> R) (n : nat) : oracle :=
  fun k l => if (l <=? n)%nat then real_nearest (limit k) l else real_nearest (f k) l.

Lemma as_real_limit_admissible limit f n : (1 <= n)%nat -> (forall k, Rabs (f k - limit k) <= (1 / 4) ^ n) ->
  real_admissible f (as_real_limit limit f n).
Proof.
  intros Hn C k l. unfold as_real_limit.
  destruct (Nat.leb_spec l n) as [L |]; [| apply (real_nearest_admissible f k l)]. split; [eexists; reflexivity |].
  pose proof (real_nearest_error (limit k) l) as E. specialize (C k).
  pose proof (quarter_half n Hn). pose proof (half_decreases (S l) (S n) ltac:(lia)).
  replace (Q2R (real_nearest (limit k) l) - f k)
    with ((Q2R (real_nearest (limit k) l) - limit k) - (f k - limit k)) by lra.
  eapply Rle_trans; [apply Rabs_triang |]. rewrite Rabs_Ropp. simpl in *. lra.
Qed.

Lemma as_real_limit_agrees limit f n m : (m <= n)%nat ->
  agree m (fun k l => real_nearest (limit k) l) (as_real_limit limit f n).
Proof. intros L k l Hl. unfold as_real_limit. destruct (Nat.leb_spec l n); [reflexivity | lia]. Qed.

(** ** Distances *)

Section Distances.
Context {X : Metric_Space}.

(** dist(x, S) <= alpha, the distance being an infimum; dist(S, T) >= kappa. *)
Definition within (alpha : R) (S : Base X -> Prop) (x : Base X) : Prop :=
  forall e, 0 < e -> exists s, S s /\ dist X x s <= alpha + e.
Definition gap_at_least (kappa : R) (S T : Base X -> Prop) : Prop := forall s t, S s -> T t -> kappa <= dist X s t.

Lemma within_not_both kappa alpha S T x : gap_at_least kappa S T -> 2 * alpha < kappa ->
  within alpha S x -> within alpha T x -> False.
Proof.
  intros G L HS HT. set (e := (kappa - 2 * alpha) / 3). assert (0 < e) by (unfold e; lra).
  destruct (HS e H) as (s & Ss & Ds). destruct (HT e H) as (t & Tt & Dt). pose proof (G s t Ss Tt).
  pose proof (dist_tri X s t x). rewrite (dist_sym X s x) in *. unfold e in *. lra.
Qed.
End Distances.

Lemma half_real (b : R) : @fleq R_field b (of_Q (1 # 2)) -> b <= 1 / 2.
Proof. rewrite of_Q_real. unfold Q2R. simpl. lra. Qed.
Lemma two_thirds_real (b : R) : @fleq R_field b (of_Q (2 # 3)) -> b <= 2 / 3.
Proof. rewrite of_Q_real. unfold Q2R. simpl. lra. Qed.
Lemma double_real (h c : R) : @fleq R_field h (@fmul R_field (of_Q 2) c) -> h <= 2 * c.
Proof. rewrite of_Q_real. unfold Q2R. simpl. lra. Qed.

(** ** J *)

Section Jump.
Context {X : Metric_Space}.
Variables (f : nat -> nat -> R) (Xi : nat -> Base X -> Prop) (kappa alpha : R).
Hypothesis Xi_apart : forall n, (1 <= n)%nat -> gap_at_least kappa (Xi n) (Xi O).
Hypothesis alpha_small : 2 * alpha < kappa.

(** About iota_0 and, up to level [n], about iota_n: the dyadic nearest to iota_0; beyond, nearest to iota_n. *)
Definition real_jump_information (n : nat) : oracle :=
  match n with O => fun k l => real_nearest (f O k) l | S _ => as_real_limit (f O) (f n) n end.

Lemma real_jump_admissible : (forall n k, (1 <= n)%nat -> Rabs (f n k - f O k) <= (1 / 4) ^ n) ->
  forall n, real_admissible (f n) (real_jump_information n).
Proof.
  intros C [| n]; [apply real_nearest_admissible |]. apply as_real_limit_admissible; [lia |]. intros k. apply C. lia.
Qed.

Let answers := real_jump_information.
Let right n := within alpha (Xi n).

Lemma real_jump_alike m n : (m < n)%nat -> agree m (answers O) (answers n).
Proof. destruct n as [| n]; [lia |]. intros L. apply (as_real_limit_agrees (f O) (f (S n)) (S n) m). lia. Qed.

Lemma real_jump_not_both n x : (1 <= n)%nat -> right O x -> right n x -> False.
Proof. intros L X0 Xn. apply (within_not_both kappa alpha _ _ x (Xi_apart n L) alpha_small Xn X0). Qed.

Variable P : real_probability_space.
Context {D : oracle -> Prop}.
Hypothesis answers_occur : forall n, D (answers n).

Theorem J_real_half (A : general_algorithm D (sample P) (Base X)) b :
  (forall n, measurable P (ends A (answers n) (right n))) ->
  (forall m, measurable P (ends_by m A (answers O) (right O))) ->
  (forall n, b <= Prob P (ends A (answers n) (right n))) -> b <= 1 / 2.
Proof.
  intros Me Mb B. apply half_real.
  apply (jump_half (as_space P) answers right answers_occur real_jump_alike real_jump_not_both A b).
  - intros m. apply event_real, Mb.
  - intros n. apply at_least_real; [apply Me | apply B].
Qed.

(** X1. *)
Theorem X1_real_jump (t : general_algorithm D unit (Base X)) (E : general_algorithm D (sample P) bool) b :
  let flag n := general_flag t (answers n) (right n) in
  (forall n, measurable P (ends E (answers n) (flag n))) ->
  (forall m, measurable P (ends_by m E (answers O) (flag O))) ->
  flag O true \/ infinitely_often (fun n => flag n true) ->
  (forall n, b <= Prob P (ends E (answers n) (flag n))) -> b <= 1 / 2.
Proof.
  intros flag Me Mb H B. apply half_real.
  apply (jump_flags (as_space P) answers right t E answers_occur real_jump_alike (fun m => event_real P _ (Mb m)) b
    real_jump_not_both H).
  intros n. apply at_least_real; [apply Me | apply B].
Qed.

(** X2. *)
Theorem X2_real_jump (A : general_algorithm D (sample P) (Base X * bool)) c :
  let raised n := ends A (answers n) (fun y => snd y = true) in
  let raised_falsely n := ends A (answers n) (fun y => snd y = true /\ ~ right n (fst y)) in
  (forall m, measurable P (ends_by m A (answers O) (fun y => snd y = true))) -> measurable P (raised O) ->
  (forall n, measurable P (raised_falsely n)) ->
  (forall n, Prob P (raised_falsely n) <= c) -> Prob P (raised O) <= 2 * c.
Proof.
  intros raised raised_falsely Mb Mr Mf C. apply double_real.
  apply (jump_false_flags (as_space P) answers right answers_occur real_jump_alike real_jump_not_both A).
  - intros m. apply event_real, Mb.
  - apply event_real, Mf.
  - apply at_least_real; [exact Mr | apply Rle_refl].
  - intros n. apply at_most_real; [apply Mf | apply C].
Qed.

End Jump.

Theorem J_real {X : Metric_Space} (f : nat -> nat -> R) (Xi : nat -> Base X -> Prop) (kappa : R) :
  (forall n k, (1 <= n)%nat -> Rabs (f n k - f O k) <= (1 / 4) ^ n) ->
  (forall n, (1 <= n)%nat -> gap_at_least kappa (Xi n) (Xi O)) ->
  exists information, (forall n, real_admissible (f n) (information n)) /\
    forall alpha, 2 * alpha < kappa ->
    forall (P : real_probability_space)
      (A : general_algorithm (given information (fun _ => True)) (sample P) (Base X)) b,
      let success n := ends A (information n) (within alpha (Xi n)) in
      (forall n, measurable P (success n)) ->
      (forall m, measurable P (ends_by m A (information O) (within alpha (Xi O)))) ->
      (forall n, b <= Prob P (success n)) -> b <= 1 / 2.
Proof.
  intros C Ap. exists (real_jump_information f). split; [apply real_jump_admissible, C |].
  intros alpha L P A b success. apply (J_real_half f Xi kappa alpha Ap L P). intros n. exists n. auto.
Qed.

(** Every set of inputs that contains such a family, each of its members once. *)
Theorem J_real_larger {X : Metric_Space} (Omega : Type) (f : Omega -> nat -> R) (Xi : Omega -> Base X -> Prop)
    (member : nat -> Omega) (index : Omega -> option nat) (kappa : R) :
  (forall n, index (member n) = Some n) -> (forall iota n, index iota = Some n -> iota = member n) ->
  (forall n k, (1 <= n)%nat -> Rabs (f (member n) k - f (member O) k) <= (1 / 4) ^ n) ->
  (forall n, (1 <= n)%nat -> gap_at_least kappa (Xi (member n)) (Xi (member O))) ->
  exists information, (forall iota, real_admissible (f iota) (information iota)) /\
    forall alpha, 2 * alpha < kappa ->
    forall (P : real_probability_space)
      (A : general_algorithm (given information (fun _ => True)) (sample P) (Base X)) b,
      let success iota := ends A (information iota) (within alpha (Xi iota)) in
      (forall iota, measurable P (success iota)) ->
      (forall m, measurable P (ends_by m A (information (member O)) (within alpha (Xi (member O))))) ->
      (forall iota, b <= Prob P (success iota)) -> b <= 1 / 2.
Proof.
  intros I1 I2 C Ap. pose (g := fun n => f (member n)).
  exists (fun iota => match index iota with Some n => real_jump_information g n
                                          | None => fun k n => real_nearest (f iota k) n end).
  split.
  - intros iota. destruct (index iota) as [n |] eqn:E; [| apply real_nearest_admissible].
    rewrite (I2 iota n E). apply (real_jump_admissible g C).
  - intros alpha L P A b success Me Mb B.
    apply (J_real_half g (fun n => Xi (member n)) kappa alpha Ap L P) with (A := A).
    + intros n. exists (member n). rewrite I1. auto.
    + intros n. specialize (Me (member n)). unfold success in Me. rewrite I1 in Me. exact Me.
    + intros m. specialize (Mb m). rewrite I1 in Mb. exact Mb.
    + intros n. specialize (B (member n)). unfold success in B. rewrite I1 in B. exact B.
Qed.
