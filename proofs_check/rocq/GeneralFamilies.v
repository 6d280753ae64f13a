(** * J, K, W, X1, X2 for general algorithms: the families, and larger sets of inputs

    The families and the information are those of Computation.v; the algorithms are general ones over any probability
    space, over every ordered field (GeneralAlgorithms.v).  One and the same information serves all algorithms, all
    probability spaces, all fields of probabilities and all accuracies.

    The algorithms need only know the answers that the information gives about the inputs, in W about the members alone
    ([given]).

    A larger set of inputs that contains such a family inherits the bounds ([J_general_larger], [K_general_larger]):
    the inputs of the family are answered as before, the others by the nearest dyadics.  [index] finds the inputs of
    the family among the others; it is asked for so that the answers are a function of the input. *)

From Coq Require Import QArith Qabs Lia PeanoNat List.
From Barriers Require Import OrderedFields ProbabilitySpaces Algorithms Computation GeneralAlgorithms GeneralForks.
Open Scope field_scope.

(** ** J *)

Section Jump.
Context {M : Type} (d : metric M).
Variables (f : nat -> nat -> Q) (solutions : nat -> M -> Prop) (kappa alpha : Q).
Hypothesis solutions_apart : forall n, (1 <= n)%nat -> apart d kappa (solutions n) (solutions O).
Hypothesis alpha_small : (2 * alpha < kappa)%Q.

Let answers := jump_information f.
Let right n := accurate d alpha (solutions n).

Lemma jump_answered_alike m n : (m < n)%nat -> agree m (answers O) (answers n).
Proof. destruct n as [| n]; [lia |]. intros L. apply (as_limit_agrees (f O) (f (S n)) (S n) m). lia. Qed.

Lemma jump_right_not_both n x : (1 <= n)%nat -> right O x -> right n x -> False.
Proof. intros L X0 X. apply (accurate_not_both d kappa alpha _ _ x (solutions_apart n L) alpha_small X X0). Qed.

Context {F : ordered_field} (P : probability_space F) {D : oracle -> Prop}.
Hypothesis answers_occur : forall n, D (answers n).

Theorem J_general_half (A : general_algorithm D (outcome P) M) (b : F) :
  (forall m, event P (ends_by m A (answers O) (right O))) ->
  (forall n, at_least P (ends A (answers n) (right n)) b) -> b <= $(1 # 2).
Proof. apply (jump_half P answers right answers_occur jump_answered_alike jump_right_not_both). Qed.

Theorem J_general_outcome (A : general_algorithm D (outcome P) M) n w x read :
  halts A w (answers O) x read -> levels n read ->
  halts A w (answers (S n)) x read /\ ~ (right O x /\ right (S n) x).
Proof. apply (jump_outcome P answers right answers_occur jump_answered_alike jump_right_not_both). Qed.

(** X1. *)
Section Flags.
Variables (t : general_algorithm D unit M) (E : general_algorithm D (outcome P) bool).
Let flag n := general_flag t (answers n) (right n).
Hypothesis checked : forall m, event P (ends_by m E (answers O) (flag O)).

Theorem X1_general_jump_above (b : F) : $(1 # 2) < b -> (forall n, at_least P (ends E (answers n) (flag n)) b) ->
  flag O false /\ exists N, forall n, (N <= n)%nat -> flag n false.
Proof.
  apply (flags_above P answers right t E answers_occur jump_answered_alike checked). intros x X. exists 1%nat.
  intros n L Y. exact (jump_right_not_both n x L X Y).
Qed.

Theorem X1_general_jump (b : F) : flag O true \/ infinitely_often (fun n => flag n true) ->
  (forall n, at_least P (ends E (answers n) (flag n)) b) -> b <= $(1 # 2).
Proof. apply (jump_flags P answers right t E answers_occur jump_answered_alike checked b jump_right_not_both). Qed.
End Flags.

(** X2. *)
Theorem X2_general_jump (A : general_algorithm D (outcome P) (M * bool)) (h c : F) :
  (forall m, event P (ends_by m A (answers O) (fun y => snd y = true))) ->
  event P (ends A (answers O) (fun y => snd y = true /\ ~ right O (fst y))) ->
  at_least P (ends A (answers O) (fun y => snd y = true)) h ->
  (forall n, at_most P (ends A (answers n) (fun y => snd y = true /\ ~ right n (fst y))) c) -> h <= $2 * c.
Proof. apply (jump_false_flags P answers right answers_occur jump_answered_alike jump_right_not_both). Qed.

End Jump.

(** In one piece. *)
Theorem J_general {M} (d : metric M) (f : nat -> nat -> Q) (solutions : nat -> M -> Prop) (kappa : Q) :
  (forall n k, (1 <= n)%nat -> Qabs (f n k - f O k) <= power (1 # 4) n)%Q ->
  (forall n, (1 <= n)%nat -> apart d kappa (solutions n) (solutions O)) ->
  exists information, (forall n, admissible (f n) (information n)) /\
    forall alpha, (2 * alpha < kappa)%Q ->
    forall (F : ordered_field) (P : probability_space F)
      (A : general_algorithm (given information (fun _ => True)) (outcome P) M) (b : F),
      (forall m, event P (ends_by m A (information O) (accurate d alpha (solutions O)))) ->
      (forall n, at_least P (ends A (information n) (accurate d alpha (solutions n))) b) -> b <= $(1 # 2).
Proof.
  intros C Ap. exists (jump_information f). split; [apply J_admissible, C |].
  intros alpha L F P A b. apply (J_general_half d f solutions kappa alpha Ap L P).
  intros n. exists n. auto.
Qed.

(** Every set of inputs that contains such a family, each of its members once. *)
Theorem J_general_larger {M} (d : metric M) (Omega : Type) (f : Omega -> nat -> Q) (Xi : Omega -> M -> Prop)
    (member : nat -> Omega) (index : Omega -> option nat) (kappa : Q) :
  (forall n, index (member n) = Some n) -> (forall iota n, index iota = Some n -> iota = member n) ->
  (forall n k, (1 <= n)%nat -> Qabs (f (member n) k - f (member O) k) <= power (1 # 4) n)%Q ->
  (forall n, (1 <= n)%nat -> apart d kappa (Xi (member n)) (Xi (member O))) ->
  exists information, (forall iota, admissible (f iota) (information iota)) /\
    forall alpha, (2 * alpha < kappa)%Q ->
    forall (F : ordered_field) (P : probability_space F)
      (A : general_algorithm (given information (fun _ => True)) (outcome P) M) (b : F),
      (forall m, event P (ends_by m A (information (member O)) (accurate d alpha (Xi (member O))))) ->
      (forall iota, at_least P (ends A (information iota) (accurate d alpha (Xi iota))) b) -> b <= $(1 # 2).
Proof.
  intros I1 I2 C Ap. pose (g := fun n => f (member n)).
  exists (fun iota => match index iota with Some n => jump_information g n
                                          | None => fun k n => nearest (f iota k) n end).
  split.
  - intros iota. destruct (index iota) as [n |] eqn:E; [| apply nearest_admissible].
    rewrite (I2 iota n E). apply (J_admissible g C).
  - intros alpha L F P A b E B. apply (J_general_half d g (fun n => Xi (member n)) kappa alpha Ap L P) with (A := A).
    + intros n. exists (member n). rewrite I1. auto.
    + intros m. specialize (E m). rewrite I1 in E. exact E.
    + intros n. specialize (B (member n)). rewrite I1 in B. exact B.
Qed.

(** ** K and W *)

Section Fork.
Context {M : Type} (d : metric M).
Variables (f : fork -> nat -> Q) (solutions : fork -> M -> Prop) (kappa alpha : Q) (first : nat).
Hypothesis solutions_apart : forall n n', (first <= n)%nat -> (first <= n')%nat ->
  apart d kappa (solutions (Member One n)) (solutions (Member Two n')).
Hypothesis alpha_small : (2 * alpha < kappa)%Q.

Let answers := fork_information f.
Let right iota := accurate d alpha (solutions iota).

Lemma fork_answered_alike i m n : (first <= n)%nat -> (m <= n)%nat ->
  agree m (answers Limit) (answers (Member i n)).
Proof. intros _. apply as_limit_agrees. Qed.

Lemma fork_right_not_both n x : (first <= n)%nat -> right (Member One n) x -> right (Member Two n) x -> False.
Proof. intros L. apply (accurate_not_both d kappa alpha); auto. Qed.

Context {F : ordered_field} (P : probability_space F) {D : oracle -> Prop}.
Hypothesis members_occur : forall i n, (first <= n)%nat -> D (answers (Member i n)).

(** No event is asked for. *)
Theorem W_general_weak (A : general_algorithm D (outcome P) M) m (b : F) : let n := Nat.max (m + 1) first in
  reads_levels m A (answers (Member One n)) ->
  (forall i, at_least P (ends A (answers (Member i n)) (right (Member i n))) b) -> b <= $(1 # 2).
Proof. apply (fork_levels P answers right first members_occur fork_answered_alike fork_right_not_both). Qed.

Hypothesis limit_occurs : D (answers Limit).

Theorem K_general_halting (A : general_algorithm D (outcome P) M) (b : F) :
  (forall m, event P (ends_by m A (answers Limit) (fun _ => True))) ->
  at_least P (ends A (answers Limit) (fun _ => True)) 1 ->
  (forall iota, is_input first iota -> at_least P (ends A (answers iota) (right iota)) b) -> b <= $(1 # 2).
Proof.
  apply (fork_halting P answers right first members_occur fork_answered_alike fork_right_not_both limit_occurs).
Qed.

Theorem K_general_any (A : general_algorithm D (outcome P) M) (b : F) :
  (forall m, event P (ends_by m A (answers Limit) (fun _ => True))) ->
  (forall iota, is_input first iota -> at_least P (ends A (answers iota) (right iota)) b) -> b <= $(2 # 3).
Proof.
  apply (fork_any P answers right first members_occur fork_answered_alike fork_right_not_both limit_occurs).
Qed.

(** X1. *)
Section Flags.
Variables (t : general_algorithm D unit M) (E : general_algorithm D (outcome P) bool).
Let flag iota := general_flag t (answers iota) (right iota).
Hypothesis checked : forall m, event P (ends_by m E (answers Limit) (flag Limit)).

Theorem X1_general_fork_above (b : F) : $(1 # 2) < b ->
  (forall iota, is_input first iota -> at_least P (ends E (answers iota) (flag iota)) b) ->
  flag Limit false /\ exists N, (first <= N)%nat /\ forall i n, (N <= n)%nat -> flag (Member i n) false.
Proof.
  apply (fork_flags_above P answers right first members_occur fork_answered_alike fork_right_not_both limit_occurs
    t E checked).
Qed.

Theorem X1_general_fork (b : F) :
  flag Limit true \/ infinitely_often (fun n => exists i, flag (Member i n) true) ->
  (forall iota, is_input first iota -> at_least P (ends E (answers iota) (flag iota)) b) -> b <= $(1 # 2).
Proof.
  apply (fork_flags P answers right first members_occur fork_answered_alike fork_right_not_both limit_occurs t E
    checked).
Qed.
End Flags.

(** X2. *)
Theorem X2_general_fork (A : general_algorithm D (outcome P) (M * bool)) (h c : F) :
  (forall m, event P (ends_by m A (answers Limit) (fun y => snd y = true))) ->
  (forall n, (first <= n)%nat ->
     event P (ends A (answers (Member One n)) (fun y => snd y = true /\ ~ right (Member One n) (fst y)))) ->
  at_least P (ends A (answers Limit) (fun y => snd y = true)) h ->
  (forall i n, (first <= n)%nat ->
     at_most P (ends A (answers (Member i n)) (fun y => snd y = true /\ ~ right (Member i n) (fst y))) c) ->
  h <= $2 * c.
Proof.
  apply (fork_false_flags P answers right first members_occur fork_answered_alike fork_right_not_both limit_occurs).
Qed.

End Fork.

(** The bounds of K and of W for an information about inputs among which are those of a fork family; for W the limit is
    no input. *)
Definition K_bounds {M Omega} (d : metric M) (member : fork -> Omega) (inputs : Omega -> Prop) (Xi : Omega -> M -> Prop)
    (information : Omega -> oracle) (alpha : Q) (first : nat) : Prop :=
  forall (F : ordered_field) (P : probability_space F) (A : general_algorithm (given information inputs) (outcome P) M)
    (b : F),
  let success iota := at_least P (ends A (information iota) (accurate d alpha (Xi iota))) b in
  (forall m, event P (ends_by m A (information (member Limit)) (fun _ => True))) ->
  (forall iota, is_input first iota -> success (member iota)) ->
  b <= $(2 # 3) /\ (at_least P (ends A (information (member Limit)) (fun _ => True)) 1 -> b <= $(1 # 2)).

Definition W_bound {M Omega} (d : metric M) (member : fork -> Omega) (inputs : Omega -> Prop) (Xi : Omega -> M -> Prop)
    (information : Omega -> oracle) (alpha : Q) (first : nat) : Prop :=
  forall (F : ordered_field) (P : probability_space F) (A : general_algorithm (given information inputs) (outcome P) M)
    (b : F) m, let n := Nat.max (m + 1) first in
  reads_levels m A (information (member (Member One n))) ->
  (forall i, at_least P (ends A (information (member (Member i n))) (accurate d alpha (Xi (member (Member i n))))) b) ->
  b <= $(1 # 2).

Definition is_member (first : nat) (iota : fork) : Prop := is_input first iota /\ iota <> Limit.

Lemma K_general_bounds {M} (d : metric M) (f : fork -> nat -> Q) (solutions : fork -> M -> Prop) (kappa alpha : Q)
    (first : nat) :
  (forall n n', (first <= n)%nat -> (first <= n')%nat ->
     apart d kappa (solutions (Member One n)) (solutions (Member Two n'))) -> (2 * alpha < kappa)%Q ->
  K_bounds d (fun iota => iota) (is_input first) solutions (fork_information f) alpha first /\
  W_bound d (fun iota => iota) (is_member first) solutions (fork_information f) alpha first.
Proof.
  intros Ap L. split.
  - intros F P A b success H B. assert (O : forall iota, is_input first iota ->
      given (fork_information f) (is_input first) (fork_information f iota)) by (intros iota Hi; exists iota; auto).
    split; [apply (K_general_any d f solutions kappa alpha first Ap L P) with (A := A) |
            intros H1; apply (K_general_halting d f solutions kappa alpha first Ap L P) with (A := A)]; auto;
      solve [intros i n Hn; apply (O (Member i n) Hn) | apply (O Limit Logic.I)].
  - intros F P A b m n. apply (W_general_weak d f solutions kappa alpha first Ap L P).
    intros i k Hk. exists (Member i k). split; [split; [exact Hk | discriminate] | reflexivity].
Qed.

Theorem K_general {M} (d : metric M) (f : fork -> nat -> Q) (solutions : fork -> M -> Prop) (kappa : Q) (first : nat) :
  (1 <= first)%nat ->
  (forall i n k, (first <= n)%nat -> Qabs (f (Member i n) k - f Limit k) <= power (1 # 4) n)%Q ->
  (forall n n', (first <= n)%nat -> (first <= n')%nat ->
     apart d kappa (solutions (Member One n)) (solutions (Member Two n'))) ->
  exists information, (forall iota, is_input first iota -> admissible (f iota) (information iota)) /\
    forall alpha, (2 * alpha < kappa)%Q ->
      K_bounds d (fun iota => iota) (is_input first) solutions information alpha first /\
      W_bound d (fun iota => iota) (is_member first) solutions information alpha first.
Proof.
  intros F1 C Ap. exists (fork_information f). split; [intros iota; apply (K_admissible f first F1 C) |].
  intros alpha. apply (K_general_bounds d f solutions kappa alpha first Ap).
Qed.

Theorem K_general_larger {M} (d : metric M) (Omega : Type) (f : Omega -> nat -> Q) (Xi : Omega -> M -> Prop)
    (member : fork -> Omega) (index : Omega -> option fork) (kappa : Q) (first : nat) :
  (forall iota, is_input first iota -> index (member iota) = Some iota) ->
  (forall omega iota, index omega = Some iota -> is_input first iota /\ omega = member iota) -> (1 <= first)%nat ->
  (forall i n k, (first <= n)%nat -> Qabs (f (member (Member i n)) k - f (member Limit) k) <= power (1 # 4) n)%Q ->
  (forall n n', (first <= n)%nat -> (first <= n')%nat ->
     apart d kappa (Xi (member (Member One n))) (Xi (member (Member Two n')))) ->
  exists information, (forall omega, admissible (f omega) (information omega)) /\
    forall alpha, (2 * alpha < kappa)%Q ->
      K_bounds d member (fun _ => True) Xi information alpha first /\
      W_bound d member (fun omega => omega <> member Limit) Xi information alpha first.
Proof.
  intros I1 I2 F1 C Ap. pose (g := fun iota => f (member iota)). pose (solutions := fun iota => Xi (member iota)).
  pose (information := fun omega => match index omega with Some iota => fork_information g iota
                                                       | None => fun k n => nearest (f omega k) n end).
  assert (Same : forall iota, is_input first iota -> information (member iota) = fork_information g iota).
  { intros iota H. unfold information. rewrite (I1 iota H). reflexivity. }
  assert (Other : forall i n, (first <= n)%nat -> member (Member i n) <> member Limit).
  { intros i n H E. pose proof (I1 (Member i n) H) as E'. rewrite E, (I1 Limit I) in E'. discriminate. }
  exists information. split.
  - intros omega. unfold information. destruct (index omega) as [iota |] eqn:E; [| apply nearest_admissible].
    destruct (I2 omega iota E) as [H ->]. apply (K_admissible g first F1 C iota H).
  - intros alpha L. split.
    + intros F P A b success H B. unfold success in B. rewrite (Same Limit I) in *.
      assert (B' : forall iota, is_input first iota ->
        at_least P (ends A (fork_information g iota) (accurate d alpha (solutions iota))) b).
      { intros iota Hi. rewrite <- (Same iota Hi). apply B, Hi. }
      assert (O : forall iota, is_input first iota -> given information (fun _ => True) (fork_information g iota)).
      { intros iota Hi. exists (member iota). split; [exact I | symmetry; apply Same, Hi]. }
      split; [apply (K_general_any d g solutions kappa alpha first Ap L P) with (A := A) |
              intros H1; apply (K_general_halting d g solutions kappa alpha first Ap L P) with (A := A)]; auto;
        solve [intros i n Hn; apply (O (Member i n) Hn) | apply (O Limit I)].
    + intros F P A b m n R B. rewrite (Same (Member One n)) in R by (simpl; unfold n; lia).
      apply (W_general_weak d g solutions kappa alpha first Ap L P) with (A := A) (m := m); [| exact R |].
      * intros i k Hk. exists (member (Member i k)). split; [apply Other, Hk | symmetry; apply (Same (Member i k)), Hk].
      * intros i. specialize (B i). rewrite (Same (Member i n)) in B by (simpl; unfold n; lia). exact B.
Qed.
