(** * J, K, W, X1, X2 over every Archimedean ordered field

    Evaluations, distances and accuracies are numbers of an Archimedean ordered field K, probabilities those of any
    ordered field F; readings are dyadic.  The algorithms are general ones (GeneralAlgorithms.v), and the inputs any set
    Omega that contains the family, as in GeneralFamilies.v, which is the case K = Q.  RealComputation.v and RealForks.v
    are about K = F = R.

    Idea.  The dyadic nearest to x is found with the ceiling; the rest is as over Q. *)

From Coq Require Import QArith Lqa Lia PeanoNat List.
From Barriers Require Import OrderedFields Archimedean ProbabilitySpaces Algorithms Computation.
From Barriers Require Import GeneralAlgorithms GeneralForks GeneralFamilies.
Open Scope field_scope.

Section Information.
Context {K : archimedean_field}.
Local Notation "0" := (@fzero K) : field_scope.
Local Notation "1" := (@fone K) : field_scope.
Add Field K_f : (K_field K) (morphism (of_Q_morph K), constants [f_cst], setoid (K_setoid K) (K_ext K)).

(** Answers about the input whose evaluations are [f]. *)
Definition answers_about (f : nat -> K) (o : oracle) : Prop :=
  forall k n, dyadic n (o k n) /\ fabs (of_Q (o k n) - f k) <= of_Q (power (1 # 2) n).

(** The dyadic of level [n] nearest to [x]. *)
Definition rounded (x : K) (n : nat) : Q :=
  (inject_Z (ceiling (x * of_Q (power 2 n) - $(1 # 2))) * power (1 # 2) n)%Q.

Lemma of_Q_times p q : @of_Q K (p * q)%Q == of_Q p * of_Q q.
Proof. apply (Ring_theory.morph_mul (of_Q_morph K)). Qed.

Lemma rounded_error x n : fabs (of_Q (rounded x n) - x) <= of_Q (power (1 # 2) (S n)).
Proof.
  unfold rounded. rewrite of_Q_times. change (power (1 # 2) (S n)) with ((1 # 2) * power (1 # 2) n)%Q.
  rewrite of_Q_times. set (y := x * of_Q (power 2 n) - $(1 # 2)).
  pose proof (ceiling_above K y) as U. pose proof (ceiling_below K y) as L.
  rewrite (Ring_theory.morph_sub (of_Z_morph K) (ceiling y) 1%Z) in L. change (@of_Z K 1) with (1 : K) in L.
  change (of_Q (inject_Z (ceiling y))) with (@of_Z K (ceiling y)).
  assert (E : of_Q (power 2 n) * of_Q (power (1 # 2) n) == (1 : K)).
  { rewrite <- of_Q_times. rewrite (of_Q_eq K _ 1%Q (power_two_half n)). reflexivity. }
  assert (P : 0 < of_Q (power (1 # 2) n)).
  { apply (of_Q_lt K 0%Q), power_positive. reflexivity. }
  set (z := @of_Z K (ceiling y)) in *. set (h := of_Q (power (1 # 2) n)) in *. set (g := of_Q (power 2 n)) in *.
  unfold y in *. clearbody z h g. clear y.
  assert (X : z * h - x == (z - x * g) * h) by (setoid_replace x with (x * (g * h)) at 1 by (rewrite E; ring); ring).
  rewrite X. apply abs_le_condition. split; fnra.
Qed.

Lemma half_level n m : (n <= m)%nat -> @of_Q K (power (1 # 2) m) <= of_Q (power (1 # 2) n).
Proof. intros L. apply of_Q_le, power_half_decreases, L. Qed.

Lemma rounded_answers f : answers_about f (fun k n => rounded (f k) n).
Proof.
  intros k n. split; [eexists; reflexivity |]. eapply le_trans; [apply rounded_error |]. apply half_level. lia.
Qed.

(** Answers about the limit up to level [n], and about the input itself beyond. *)
Definition limit_to (limit f : nat -> K) (n : nat) : oracle :=
  fun k l => if (l <=? n)%nat then rounded (limit k) l else rounded (f k) l.

Lemma limit_to_answers limit f n : (1 <= n)%nat -> (forall k, fabs (f k - limit k) <= of_Q (power (1 # 4) n)) ->
  answers_about f (limit_to limit f n).
Proof.
  intros Hn C k l. unfold limit_to. destruct (Nat.leb_spec l n) as [L |]; [| apply (rounded_answers f k l)].
  split; [eexists; reflexivity |]. pose proof (rounded_error (limit k) l) as E. specialize (C k).
  pose proof (of_Q_le K _ _ (power_quarter_half n Hn)) as H1. pose proof (half_level (S l) (S n) ltac:(lia)) as H2.
  change (power (1 # 2) (S l)) with ((1 # 2) * power (1 # 2) l)%Q in E, H2. rewrite of_Q_times in E, H2.
  apply abs_le_condition in E. apply abs_le_condition in C. apply abs_le_condition. fra.
Qed.

Lemma limit_to_agrees limit f n m : (m <= n)%nat -> agree m (fun k l => rounded (limit k) l) (limit_to limit f n).
Proof. intros L k l Hl. unfold limit_to. destruct (Nat.leb_spec l n); [reflexivity | lia]. Qed.

End Information.

(** Distances in K: [near x r y], "the distance of x and y is at most r". *)
Record metric_over (K : ordered_field) (M : Type) := {
  close_by : M -> K -> M -> Prop;
  close_symmetric : forall x r y, close_by x r y -> close_by y r x;
  close_triangle : forall x r y s z, close_by x r y -> close_by y s z -> close_by x (r + s) z
}.
Arguments close_by {K M}.

Section Distances.
Context {K : ordered_field} {M : Type} (d : metric_over K M).

Definition within_of (alpha : K) (S : M -> Prop) (x : M) : Prop :=
  forall e, fzero < e -> exists s, S s /\ close_by d x (alpha + e) s.
Definition at_distance (kappa : K) (S T : M -> Prop) : Prop :=
  forall s t r, S s -> T t -> close_by d s r t -> kappa <= r.

Lemma within_of_not_both kappa alpha S T x : at_distance kappa S T -> $2 * alpha < kappa ->
  within_of alpha S x -> within_of alpha T x -> False.
Proof.
  intros A L HS HT. set (e := $(1 # 3) * (kappa - $2 * alpha)). assert (H : fzero < e) by (unfold e; fra).
  destruct (HS e H) as (s & Ss & Ns). destruct (HT e H) as (t & Tt & Nt).
  assert (kappa <= alpha + e + (alpha + e)); [| unfold e in *; fra].
  apply (A s t _ Ss Tt). eapply close_triangle; [apply close_symmetric, Ns | exact Nt].
Qed.
End Distances.

(** ** J, X1, X2 *)

Section Jump.
Context {K : archimedean_field} {M : Type} (d : metric_over K M) (Omega : Type).
Variables (f : Omega -> nat -> K) (Xi : Omega -> M -> Prop) (member : nat -> Omega) (index : Omega -> option nat).
Variable kappa : K.
Hypothesis index_member : forall n, index (member n) = Some n.
Hypothesis member_index : forall iota n, index iota = Some n -> iota = member n.
Hypothesis f_close : forall n k, (1 <= n)%nat -> fabs (f (member n) k - f (member O) k) <= of_Q (power (1 # 4) n).
Hypothesis Xi_apart : forall n, (1 <= n)%nat -> at_distance d kappa (Xi (member n)) (Xi (member O)).

Definition jump_answers (iota : Omega) : oracle :=
  match index iota with
  | Some (S n) => limit_to (f (member O)) (f iota) (S n)
  | _ => fun k l => rounded (f iota k) l
  end.

Theorem J_fields_admissible iota : answers_about (f iota) (jump_answers iota).
Proof.
  unfold jump_answers. destruct (index iota) as [[| n] |] eqn:E; try apply rounded_answers.
  rewrite (member_index iota _ E). apply limit_to_answers; [lia |]. intros k. apply f_close. lia.
Qed.

Variable alpha : K.
Hypothesis alpha_small : $2 * alpha < kappa.
Let D := given jump_answers (fun _ => True).
Let answers n := jump_answers (member n).
Let right n := within_of d alpha (Xi (member n)).

Lemma field_answers_occur n : D (answers n).
Proof. exists (member n). auto. Qed.

Lemma field_answered_alike m n : (m < n)%nat -> agree m (answers O) (answers n).
Proof.
  unfold answers, jump_answers. rewrite !index_member. destruct n as [| n]; [lia |]. intros L.
  apply (limit_to_agrees _ _ (S n) m). lia.
Qed.

Lemma field_right_not_both n x : (1 <= n)%nat -> right O x -> right n x -> False.
Proof. intros L X0 X. apply (within_of_not_both d kappa alpha _ _ x (Xi_apart n L) alpha_small X X0). Qed.

Context {F : ordered_field} (P : probability_space F).

Theorem J_fields (A : general_algorithm D (outcome P) M) (b : F) :
  (forall m, event P (ends_by m A (answers O) (right O))) ->
  (forall iota, at_least P (ends A (jump_answers iota) (within_of d alpha (Xi iota))) b) -> b <= $(1 # 2).
Proof.
  intros E B. apply (jump_half P answers right field_answers_occur field_answered_alike field_right_not_both A b E).
  intros n. apply B.
Qed.

Theorem X1_fields_jump (t : general_algorithm D unit M) (E : general_algorithm D (outcome P) bool) (b : F) :
  let flag n := general_flag t (answers n) (right n) in
  (forall m, event P (ends_by m E (answers O) (flag O))) ->
  flag O true \/ infinitely_often (fun n => flag n true) ->
  (forall n, at_least P (ends E (answers n) (flag n)) b) -> b <= $(1 # 2).
Proof.
  intros flag C.
  apply (jump_flags P answers right t E field_answers_occur field_answered_alike C b field_right_not_both).
Qed.

Theorem X2_fields_jump (A : general_algorithm D (outcome P) (M * bool)) (h c : F) :
  (forall m, event P (ends_by m A (answers O) (fun y => snd y = true))) ->
  event P (ends A (answers O) (fun y => snd y = true /\ ~ right O (fst y))) ->
  at_least P (ends A (answers O) (fun y => snd y = true)) h ->
  (forall n, at_most P (ends A (answers n) (fun y => snd y = true /\ ~ right n (fst y))) c) -> h <= $2 * c.
Proof. apply (jump_false_flags P answers right field_answers_occur field_answered_alike field_right_not_both). Qed.

End Jump.

(** ** K, W, X1, X2 *)

Section Fork.
Context {K : archimedean_field} {M : Type} (d : metric_over K M) (Omega : Type).
Variables (f : Omega -> nat -> K) (Xi : Omega -> M -> Prop) (member : fork -> Omega) (index : Omega -> option fork).
Variables (kappa : K) (first : nat).
Hypothesis index_member : forall iota, is_input first iota -> index (member iota) = Some iota.
Hypothesis member_index : forall omega iota, index omega = Some iota -> is_input first iota /\ omega = member iota.
Hypothesis first_positive : (1 <= first)%nat.
Hypothesis f_close : forall i n k, (first <= n)%nat ->
  fabs (f (member (Member i n)) k - f (member Limit) k) <= of_Q (power (1 # 4) n).
Hypothesis Xi_apart : forall n n', (first <= n)%nat -> (first <= n')%nat ->
  at_distance d kappa (Xi (member (Member One n))) (Xi (member (Member Two n'))).

Definition fork_answers (omega : Omega) : oracle :=
  match index omega with
  | Some (Member i n) => limit_to (f (member Limit)) (f omega) n
  | _ => fun k l => rounded (f omega k) l
  end.

Theorem K_fields_admissible omega : answers_about (f omega) (fork_answers omega).
Proof.
  unfold fork_answers. destruct (index omega) as [[| i n] |] eqn:E; try apply rounded_answers.
  destruct (member_index omega _ E) as [H ->]. simpl in H. apply limit_to_answers; [lia |]. intros k. apply f_close, H.
Qed.

Variable alpha : K.
Hypothesis alpha_small : $2 * alpha < kappa.
Let answers iota := fork_answers (member iota).
Let right iota := within_of d alpha (Xi (member iota)).

Lemma field_fork_alike i m n : (first <= n)%nat -> (m <= n)%nat -> agree m (answers Limit) (answers (Member i n)).
Proof.
  intros Hn Hm. unfold answers, fork_answers. rewrite (index_member Limit I), (index_member (Member i n) Hn).
  apply (limit_to_agrees _ _ n m Hm).
Qed.

Lemma field_fork_not_both n x : (first <= n)%nat -> right (Member One n) x -> right (Member Two n) x -> False.
Proof. intros L. apply (within_of_not_both d kappa alpha); auto. Qed.

Context {F : ordered_field} (P : probability_space F).

Section All.
Let D := given fork_answers (fun _ => True).

Lemma field_inputs_occur iota : D (answers iota).
Proof. exists (member iota). auto. Qed.

Theorem K_fields (A : general_algorithm D (outcome P) M) (b : F) :
  let success omega := at_least P (ends A (fork_answers omega) (within_of d alpha (Xi omega))) b in
  (forall m, event P (ends_by m A (answers Limit) (fun _ => True))) -> (forall omega, success omega) ->
  b <= $(2 # 3) /\ (at_least P (ends A (answers Limit) (fun _ => True)) 1 -> b <= $(1 # 2)).
Proof.
  intros success E B.
  assert (O : forall i n, (first <= n)%nat -> D (answers (Member i n))) by (intros; apply field_inputs_occur).
  split; [| intros H].
  - apply (fork_any P answers right first O field_fork_alike field_fork_not_both (field_inputs_occur Limit) A b E).
    intros iota _. apply B.
  - apply (fork_halting P answers right first O field_fork_alike field_fork_not_both (field_inputs_occur Limit) A b E
      H).
    intros iota _. apply B.
Qed.

Theorem X1_fields_fork (t : general_algorithm D unit M) (E : general_algorithm D (outcome P) bool) (b : F) :
  let flag iota := general_flag t (answers iota) (right iota) in
  (forall m, event P (ends_by m E (answers Limit) (flag Limit))) ->
  flag Limit true \/ infinitely_often (fun n => exists i, flag (Member i n) true) ->
  (forall iota, is_input first iota -> at_least P (ends E (answers iota) (flag iota)) b) -> b <= $(1 # 2).
Proof.
  intros flag C.
  apply (fork_flags P answers right first (fun i n _ => field_inputs_occur (Member i n)) field_fork_alike
    field_fork_not_both (field_inputs_occur Limit) t E C).
Qed.

Theorem X2_fields_fork (A : general_algorithm D (outcome P) (M * bool)) (h c : F) :
  (forall m, event P (ends_by m A (answers Limit) (fun y => snd y = true))) ->
  (forall n, (first <= n)%nat ->
     event P (ends A (answers (Member One n)) (fun y => snd y = true /\ ~ right (Member One n) (fst y)))) ->
  at_least P (ends A (answers Limit) (fun y => snd y = true)) h ->
  (forall i n, (first <= n)%nat ->
     at_most P (ends A (answers (Member i n)) (fun y => snd y = true /\ ~ right (Member i n) (fst y))) c) ->
  h <= $2 * c.
Proof.
  apply (fork_false_flags P answers right first (fun i n _ => field_inputs_occur (Member i n)) field_fork_alike
    field_fork_not_both (field_inputs_occur Limit)).
Qed.
End All.

(** For W the limit is no input. *)
Theorem W_fields m (b : F)
    (A : general_algorithm (given fork_answers (fun omega => omega <> member Limit)) (outcome P) M) :
  let n := Nat.max (m + 1) first in reads_levels m A (answers (Member One n)) ->
  (forall i, at_least P (ends A (answers (Member i n)) (right (Member i n))) b) -> b <= $(1 # 2).
Proof.
  assert (O : forall i n, (first <= n)%nat ->
    given fork_answers (fun omega => omega <> member Limit) (answers (Member i n))).
  { intros i n H. exists (member (Member i n)). split; [| reflexivity]. intros E.
    pose proof (index_member (Member i n) H) as E'. rewrite E, (index_member Limit I) in E'. discriminate. }
  apply (fork_levels P answers right first O field_fork_alike field_fork_not_both).
Qed.

End Fork.
