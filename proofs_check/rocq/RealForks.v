(** * K, W, X1, X2 over the real numbers: fork families

    As RealComputation.v, for the families of two sequences. *)

From Coq Require Import QArith Raxioms RIneq Rbasic_fun Rfunctions R_Ifp Rlimit Rseries Lra Lia PeanoNat List.
From Barriers Require Import OrderedFields RealField ProbabilitySpaces Algorithms Computation.
From Barriers Require Import GeneralAlgorithms GeneralForks RealComputation.
Open Scope R_scope.

Section Fork.
Context {X : Metric_Space}.
Variables (f : fork -> nat -> R) (Xi : fork -> Base X -> Prop) (kappa alpha : R) (first : nat).
Hypothesis Xi_apart : forall n n', (first <= n)%nat -> (first <= n')%nat ->
  gap_at_least kappa (Xi (Member One n)) (Xi (Member Two n')).
Hypothesis alpha_small : 2 * alpha < kappa.

Definition real_fork_information (iota : fork) : oracle :=
  match iota with
  | Limit => fun k l => real_nearest (f Limit k) l
  | Member i n => as_real_limit (f Limit) (f iota) n
  end.

Lemma real_fork_admissible : (1 <= first)%nat ->
  (forall i n k, (first <= n)%nat -> Rabs (f (Member i n) k - f Limit k) <= (1 / 4) ^ n) ->
  forall iota, is_input first iota -> real_admissible (f iota) (real_fork_information iota).
Proof.
  intros F1 C [| i n]; intros H; [apply real_nearest_admissible |]. simpl in H.
  apply as_real_limit_admissible; [lia |]. intros k. apply C, H.
Qed.

Let answers := real_fork_information.
Let right iota := within alpha (Xi iota).

Lemma real_fork_alike i m n : (first <= n)%nat -> (m <= n)%nat -> agree m (answers Limit) (answers (Member i n)).
Proof. intros _. apply as_real_limit_agrees. Qed.

Lemma real_fork_not_both n x : (first <= n)%nat -> right (Member One n) x -> right (Member Two n) x -> False.
Proof. intros L. apply (within_not_both kappa alpha); auto. Qed.

Variable P : real_probability_space.
Context {D : oracle -> Prop}.
Hypothesis members_occur : forall i n, (first <= n)%nat -> D (answers (Member i n)).

Theorem W_real_levels (A : general_algorithm D (sample P) (Base X)) m b : let n := Nat.max (m + 1) first in
  (forall i, measurable P (ends A (answers (Member i n)) (right (Member i n)))) ->
  reads_levels m A (answers (Member One n)) ->
  (forall i, b <= Prob P (ends A (answers (Member i n)) (right (Member i n)))) -> b <= 1 / 2.
Proof.
  intros n Me H B. apply half_real.
  apply (fork_levels (as_space P) answers right first members_occur real_fork_alike real_fork_not_both A m b H).
  intros i. apply at_least_real; [apply Me | apply B].
Qed.

Hypothesis limit_occurs : D (answers Limit).

Theorem K_real_any (A : general_algorithm D (sample P) (Base X)) b :
  (forall iota, is_input first iota -> measurable P (ends A (answers iota) (right iota))) ->
  (forall m, measurable P (ends_by m A (answers Limit) (fun _ => True))) ->
  (forall iota, is_input first iota -> b <= Prob P (ends A (answers iota) (right iota))) -> b <= 2 / 3.
Proof.
  intros Me Mb B. apply two_thirds_real.
  apply (fork_any (as_space P) answers right first members_occur real_fork_alike real_fork_not_both limit_occurs A b).
  - intros m. apply event_real, Mb.
  - intros iota H. apply at_least_real; [apply Me, H | apply B, H].
Qed.

Theorem K_real_halting (A : general_algorithm D (sample P) (Base X)) b :
  (forall iota, is_input first iota -> measurable P (ends A (answers iota) (right iota))) ->
  (forall m, measurable P (ends_by m A (answers Limit) (fun _ => True))) ->
  measurable P (ends A (answers Limit) (fun _ => True)) -> Prob P (ends A (answers Limit) (fun _ => True)) = 1 ->
  (forall iota, is_input first iota -> b <= Prob P (ends A (answers iota) (right iota))) -> b <= 1 / 2.
Proof.
  intros Me Mb Mh H1 B. apply half_real.
  apply (fork_halting (as_space P) answers right first members_occur real_fork_alike real_fork_not_both limit_occurs
    A b).
  - intros m. apply event_real, Mb.
  - apply at_least_real; [exact Mh | apply Req_le; symmetry; exact H1].
  - intros iota H. apply at_least_real; [apply Me, H | apply B, H].
Qed.

(** X1. *)
Theorem X1_real_fork (t : general_algorithm D unit (Base X)) (E : general_algorithm D (sample P) bool) b :
  let flag iota := general_flag t (answers iota) (right iota) in
  (forall iota, is_input first iota -> measurable P (ends E (answers iota) (flag iota))) ->
  (forall m, measurable P (ends_by m E (answers Limit) (flag Limit))) ->
  flag Limit true \/ infinitely_often (fun n => exists i, flag (Member i n) true) ->
  (forall iota, is_input first iota -> b <= Prob P (ends E (answers iota) (flag iota))) -> b <= 1 / 2.
Proof.
  intros flag Me Mb H B. apply half_real.
  apply (fork_flags (as_space P) answers right first members_occur real_fork_alike real_fork_not_both limit_occurs t E
    (fun m => event_real P _ (Mb m)) b H).
  intros iota Hi. apply at_least_real; [apply Me, Hi | apply B, Hi].
Qed.

(** X2. *)
Theorem X2_real_fork (A : general_algorithm D (sample P) (Base X * bool)) c :
  let raised iota := ends A (answers iota) (fun y => snd y = true) in
  let raised_falsely iota := ends A (answers iota) (fun y => snd y = true /\ ~ right iota (fst y)) in
  (forall m, measurable P (ends_by m A (answers Limit) (fun y => snd y = true))) -> measurable P (raised Limit) ->
  (forall i n, (first <= n)%nat -> measurable P (raised_falsely (Member i n))) ->
  (forall i n, (first <= n)%nat -> Prob P (raised_falsely (Member i n)) <= c) -> Prob P (raised Limit) <= 2 * c.
Proof.
  intros raised raised_falsely Mb Mr Mf C. apply double_real.
  apply (fork_false_flags (as_space P) answers right first members_occur real_fork_alike real_fork_not_both limit_occurs
    A).
  - intros m. apply event_real, Mb.
  - intros n H. apply event_real, Mf, H.
  - apply at_least_real; [exact Mr | apply Rle_refl].
  - intros i n H. apply at_most_real; [apply Mf, H | apply C, H].
Qed.

End Fork.

(** The bounds of K and of W, for inputs among which are those of a fork family; for W the limit is no input. *)
Definition K_real_bounds {X : Metric_Space} {Omega} (member : fork -> Omega) (inputs : Omega -> Prop)
    (Xi : Omega -> Base X -> Prop) (information : Omega -> oracle) (alpha : R) (first : nat) : Prop :=
  forall (P : real_probability_space) (A : general_algorithm (given information inputs) (sample P) (Base X)) b,
  let success iota := ends A (information (member iota)) (within alpha (Xi (member iota))) in
  let halting := ends A (information (member Limit)) (fun _ => True) in
  (forall iota, is_input first iota -> measurable P (success iota)) -> measurable P halting ->
  (forall m, measurable P (ends_by m A (information (member Limit)) (fun _ => True))) ->
  (forall iota, is_input first iota -> b <= Prob P (success iota)) ->
  b <= 2 / 3 /\ (Prob P halting = 1 -> b <= 1 / 2).

Definition W_real_bound {X : Metric_Space} {Omega} (member : fork -> Omega) (inputs : Omega -> Prop)
    (Xi : Omega -> Base X -> Prop) (information : Omega -> oracle) (alpha : R) (first : nat) : Prop :=
  forall (P : real_probability_space) (A : general_algorithm (given information inputs) (sample P) (Base X)) b m,
  let n := Nat.max (m + 1) first in
  let success i := ends A (information (member (Member i n))) (within alpha (Xi (member (Member i n)))) in
  (forall i, measurable P (success i)) -> reads_levels m A (information (member (Member One n))) ->
  (forall i, b <= Prob P (success i)) -> b <= 1 / 2.

Theorem K_real {X : Metric_Space} (f : fork -> nat -> R) (Xi : fork -> Base X -> Prop) (kappa : R) (first : nat) :
  (1 <= first)%nat ->
  (forall i n k, (first <= n)%nat -> Rabs (f (Member i n) k - f Limit k) <= (1 / 4) ^ n) ->
  (forall n n', (first <= n)%nat -> (first <= n')%nat -> gap_at_least kappa (Xi (Member One n)) (Xi (Member Two n'))) ->
  exists information, (forall iota, is_input first iota -> real_admissible (f iota) (information iota)) /\
    forall alpha, 2 * alpha < kappa ->
      K_real_bounds (fun iota => iota) (is_input first) Xi information alpha first /\
      W_real_bound (fun iota => iota) (fun iota => is_input first iota /\ iota <> Limit) Xi information alpha first.
Proof.
  intros F1 C Ap. exists (real_fork_information f). split; [apply (real_fork_admissible f first F1 C) |].
  intros alpha L. split.
  - intros P A b success halting Me Mh Mb B. assert (O : forall iota, is_input first iota ->
      given (real_fork_information f) (is_input first) (real_fork_information f iota)) by (intros i Hi; exists i; auto).
    split; [apply (K_real_any f Xi kappa alpha first Ap L P) with (A := A) |
            intros H1; apply (K_real_halting f Xi kappa alpha first Ap L P) with (A := A)]; auto;
      solve [intros i n Hn; apply (O (Member i n) Hn) | apply (O Limit Logic.I)].
  - intros P A b m n success Me. apply (W_real_levels f Xi kappa alpha first Ap L P) with (A := A); [| exact Me].
    intros i k Hk. exists (Member i k). split; [split; [exact Hk | discriminate] | reflexivity].
Qed.

(** Every set of inputs that contains a fork family, each of its members once. *)
Theorem K_real_larger {X : Metric_Space} (Omega : Type) (f : Omega -> nat -> R) (Xi : Omega -> Base X -> Prop)
    (member : fork -> Omega) (index : Omega -> option fork) (kappa : R) (first : nat) :
  (forall iota, is_input first iota -> index (member iota) = Some iota) ->
  (forall omega iota, index omega = Some iota -> is_input first iota /\ omega = member iota) -> (1 <= first)%nat ->
  (forall i n k, (first <= n)%nat -> Rabs (f (member (Member i n)) k - f (member Limit) k) <= (1 / 4) ^ n) ->
  (forall n n', (first <= n)%nat -> (first <= n')%nat ->
     gap_at_least kappa (Xi (member (Member One n))) (Xi (member (Member Two n')))) ->
  exists information, (forall omega, real_admissible (f omega) (information omega)) /\
    forall alpha, 2 * alpha < kappa ->
      K_real_bounds member (fun _ => True) Xi information alpha first /\
      W_real_bound member (fun omega => omega <> member Limit) Xi information alpha first.
Proof.
  intros I1 I2 F1 C Ap. pose (g := fun iota => f (member iota)). pose (solutions := fun iota => Xi (member iota)).
  pose (information := fun omega => match index omega with Some iota => real_fork_information g iota
                                                       | None => fun k n => real_nearest (f omega k) n end).
  assert (Same : forall iota, is_input first iota -> information (member iota) = real_fork_information g iota).
  { intros iota H. unfold information. rewrite (I1 iota H). reflexivity. }
  assert (Other : forall i n, (first <= n)%nat -> member (Member i n) <> member Limit).
  { intros i n H E. pose proof (I1 (Member i n) H) as E'. rewrite E, (I1 Limit I) in E'. discriminate. }
  exists information. split.
  - intros omega. unfold information. destruct (index omega) as [iota |] eqn:E; [| apply real_nearest_admissible].
    destruct (I2 omega iota E) as [H ->]. apply (real_fork_admissible g first F1 C iota H).
  - intros alpha L. split.
    + intros P A b. cbv zeta. rewrite (Same Limit I). intros Me Mh Mb B.
      assert (Me' : forall iota, is_input first iota ->
        measurable P (ends A (real_fork_information g iota) (within alpha (solutions iota)))).
      { intros iota H. rewrite <- (Same iota H). apply Me, H. }
      assert (B' : forall iota, is_input first iota ->
        b <= Prob P (ends A (real_fork_information g iota) (within alpha (solutions iota)))).
      { intros iota H. rewrite <- (Same iota H). apply B, H. }
      assert (O : forall iota, is_input first iota -> given information (fun _ => True) (real_fork_information g iota)).
      { intros iota Hi. exists (member iota). split; [exact I | symmetry; apply Same, Hi]. }
      split; [apply (K_real_any g solutions kappa alpha first Ap L P) with (A := A) |
              intros H1; apply (K_real_halting g solutions kappa alpha first Ap L P) with (A := A)]; auto;
        solve [intros i n Hn; apply (O (Member i n) Hn) | apply (O Limit I)].
    + intros P A b m n. cbv zeta. intros Me R B.
      assert (H : forall i, is_input first (Member i n)) by (intros i; simpl; unfold n; lia).
      rewrite (Same (Member One n) (H One)) in R.
      apply (W_real_levels g solutions kappa alpha first Ap L P) with (A := A) (m := m); [| | exact R |].
      * intros i k Hk. exists (member (Member i k)). split; [apply Other, Hk | symmetry; apply (Same (Member i k)), Hk].
      * intros i. fold n. rewrite <- (Same (Member i n) (H i)). apply Me.
      * intros i. fold n. rewrite <- (Same (Member i n) (H i)). apply B.
Qed.
