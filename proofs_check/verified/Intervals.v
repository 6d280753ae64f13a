(** * The outputs that are right: two intervals, and the monotone functions g that they stand for

    An interval is that of the y with |g(y) - s| < 1/2.  Two disjoint intervals belong to a monotone g: a step function
    with the value 0 on the one, 1 on the other, 1/2 between them and -1/2, 3/2 outside. *)

From Coq Require Import ZArith QArith List Lia Setoid Bool Ascii String.
From Barriers Require Import Json Numerals NetworkChecker.
From Barriers Require Import OrderedFields Archimedean Alternation.
Import ListNotations.
Open Scope field_scope.

(** An end is infinite, or a number with whether it belongs to the interval. *)
Definition ending := option (Q * bool).
(** Nothing, or what lies from one end to the other. *)
Definition interval := option (ending * ending).

Section Meaning.
Context {K : ordered_field}.
Definition is_below (e : ending) (y : K) : Prop :=
  match e with None => False | Some (b, closed) => if closed : bool then y < of_Q b else y <= of_Q b end.
Definition is_beyond (e : ending) (y : K) : Prop :=
  match e with None => False | Some (b, closed) => if closed : bool then of_Q b < y else of_Q b <= y end.
Definition is_right (i : interval) (y : K) : Prop :=
  match i with None => False | Some (lo, hi) => ~ is_below lo y /\ ~ is_beyond hi y end.

(** R_0 and R_1 are where g is right for the labels 0 and 1. *)
Definition describes (g : K -> K) (r0 r1 : interval) : Prop :=
  (forall y, is_right r0 y <-> fabs (g y - 0) < $(1 # 2)) /\ (forall y, is_right r1 y <-> fabs (g y - 1) < $(1 # 2)).
End Meaning.

(** ** Reading and checking *)

Definition qlt (p r : Q) : bool := negb (Qle_bool r p).
Definition fits (hi lo : ending) : bool :=
  match hi, lo with
  | Some (b, c), Some (b', c') => qlt b b' || (Qeq_bool b b' && negb (c && c'))
  | _, _ => false
  end.
(** What is not empty. *)
Definition proper (i : interval) : bool :=
  match i with
  | Some (Some (b, c), Some (b', c')) => qlt b b' || (Qeq_bool b b' && (c && c'))
  | _ => true
  end.
Definition disjoint (r0 r1 : interval) : bool :=
  match r0, r1 with
  | Some (l0, h0), Some (l1, h1) => fits h0 l1 || fits h1 l0
  | _, _ => true
  end.

Definition as_ending (bracket closed opened : string) (v : json) : option ending :=
  match v with
  | Null => if String.eqb bracket opened then Some None else None
  | _ =>
      let* q := as_number v in
      if String.eqb bracket closed then Some (Some (q, true))
      else if String.eqb bracket opened then Some (Some (q, false)) else None
  end.
Definition as_interval (v : json) : option interval :=
  match v with
  | Null => Some None
  | List [Text b; lo; hi; Text b'] =>
      let* lo := as_ending b "[" "(" lo in let* hi := as_ending b' "]" ")" hi in Some (Some (lo, hi))
  | _ => None
  end.
Definition as_intervals (v : json) : option (interval * interval) :=
  match v with List [r0; r1] => let* r0 := as_interval r0 in let* r1 := as_interval r1 in Some (r0, r1) | _ => None end.
Definition check_intervals (r0 r1 : interval) : bool := proper r0 && proper r1 && disjoint r0 r1.

Definition below (e : ending) (y : Q) : bool :=
  match e with None => false | Some (b, closed) => if closed : bool then qlt y b else Qle_bool y b end.
Definition beyond (e : ending) (y : Q) : bool :=
  match e with None => false | Some (b, closed) => if closed : bool then qlt b y else Qle_bool b y end.

(** [Some true]: below what is right; [Some false]: above it, or nothing is right; [None]: right. *)
Definition side (i : interval) (y : Q) : option bool :=
  match i with
  | None => Some false
  | Some (lo, hi) => if beyond hi y then Some false else if below lo y then Some true else None
  end.

(** ** Sides *)

Lemma qlt_iff p r : qlt p r = true <-> (p < r)%Q.
Proof.
  unfold qlt. rewrite negb_true_iff, <- not_true_iff_false, Qle_bool_iff. split; [apply Qnot_le_lt|apply Qlt_not_le].
Qed.

Section Sides.
Context {K : ordered_field}.
Local Notation "0" := (@fzero K) : field_scope.
Local Notation "1" := (@fone K) : field_scope.
Add Field K_f : (K_field K) (morphism (of_Q_morph K), constants [f_cst], setoid (K_setoid K) (K_ext K)).
Implicit Types u v w : K.

Definition off (i : interval) (b : bool) (y : K) : Prop :=
  match i with None => True | Some (lo, hi) => if b then is_below lo y else is_beyond hi y end.

Lemma qlt_field p r : qlt p r = true <-> (of_Q p : K) < of_Q r.
Proof.
  rewrite qlt_iff. split; [apply of_Q_lt|]. intros H. apply Qnot_le_lt. intros L. apply (of_Q_le K) in L. fra.
Qed.
Lemma qle_field p r : Qle_bool p r = true <-> (of_Q p : K) <= of_Q r.
Proof.
  rewrite Qle_bool_iff. split; [apply of_Q_le|]. intros H. apply Qnot_lt_le. intros L. apply (of_Q_lt K) in L. fra.
Qed.
Lemma qeq_field p r : Qeq_bool p r = true -> (of_Q p : K) == of_Q r.
Proof. rewrite Qeq_bool_iff. apply of_Q_eq. Qed.

Lemma below_iff e y : below e y = true <-> is_below e (of_Q y : K).
Proof. destruct e as [[b [|]]|]; simpl; [apply qlt_field|apply qle_field|split; [discriminate|contradiction]]. Qed.
Lemma beyond_iff e y : beyond e y = true <-> is_beyond e (of_Q y : K).
Proof. destruct e as [[b [|]]|]; simpl; [apply qlt_field|apply qle_field|split; [discriminate|contradiction]]. Qed.

Lemma side_off i y b : side i y = Some b -> off i b (of_Q y).
Proof.
  unfold side, off. destruct i as [[lo hi]|]; [|auto]. destruct (beyond hi y) eqn:E.
  - intros H. injection H as <-. apply beyond_iff, E.
  - destruct (below lo y) eqn:D; [|discriminate]. intros H. injection H as <-. apply below_iff, D.
Qed.
Lemma side_right i y : side i y = None <-> is_right i (of_Q y : K).
Proof.
  unfold side, is_right. destruct i as [[lo hi]|]; [|split; [discriminate|contradiction]].
  rewrite <- below_iff, <- beyond_iff. destruct (beyond hi y), (below lo y); intuition congruence.
Qed.
Lemma off_same i b y z : y == z -> off i b y -> off i b z.
Proof.
  intros E. unfold off, is_below, is_beyond.
  destruct i as [[[[l [|]]|] [[h [|]]|]]|]; destruct b; auto; rewrite E; auto.
Qed.
Lemma right_same i (y z : K) : y == z -> is_right i y -> is_right i z.
Proof.
  intros E. unfold is_right, is_below, is_beyond. destruct i as [[[[l [|]]|] [[h [|]]|]]|]; auto; rewrite E; auto.
Qed.
Lemma off_between i b u v w : (u <= v <= w) \/ (w <= v <= u) -> off i b u -> off i b w -> off i b v.
Proof.
  unfold off, is_below, is_beyond. destruct i as [[[[l [|]]|] [[h [|]]|]]|]; destruct b; auto; intros; fra.
Qed.
Lemma off_wrong i b y : off i b y -> ~ is_right i y.
Proof. unfold off, is_right. destruct i as [[lo hi]|]; [|auto]. destruct b; tauto. Qed.

(** ** The step function *)

Definition lies_below (e : ending) (y : K) : bool :=
  match e with
  | None => false
  | Some (b, closed) => if closed : bool then negb (le_bool (of_Q b) y) else le_bool y (of_Q b)
  end.
Definition lies_beyond (e : ending) (y : K) : bool :=
  match e with
  | None => false
  | Some (b, closed) => if closed : bool then negb (le_bool y (of_Q b)) else le_bool (of_Q b) y
  end.
Lemma not_le_bool u v : negb (le_bool u v) = true <-> v < u.
Proof. rewrite negb_true_iff, <- not_true_iff_false, le_bool_iff. fra. Qed.
Lemma lies_below_iff e y : lies_below e y = true <-> is_below e y.
Proof. destruct e as [[b [|]]|]; simpl; [apply not_le_bool|apply le_bool_iff|split; [discriminate|contradiction]]. Qed.
Lemma lies_beyond_iff e y : lies_beyond e y = true <-> is_beyond e y.
Proof. destruct e as [[b [|]]|]; simpl; [apply not_le_bool|apply le_bool_iff|split; [discriminate|contradiction]]. Qed.

(** Before all of i, after all of it; of the empty interval as told. *)
Definition low (empty : bool) (i : interval) (y : K) : bool :=
  match i with Some (lo, _) => lies_below lo y | None => empty end.
Definition high (empty : bool) (i : interval) (y : K) : bool :=
  match i with Some (_, hi) => lies_beyond hi y | None => empty end.

(** 0 before i, 1 in i, 2 between, 3 in j, 4 after j *)
Definition place (i j : interval) (y : K) : nat :=
  if low false i y then 0%nat
  else if high true i y then if low true j y then 2%nat else if high false j y then 4%nat else 3%nat
  else 1%nat.

Lemma low_down b i u v : u <= v -> low b i v = true -> low b i u = true.
Proof.
  intros L. destruct i as [[lo hi]|]; [|auto]. unfold low. rewrite !lies_below_iff.
  destruct lo as [[x [|]]|]; simpl; [fra|fra|auto].
Qed.
Lemma high_up b i u v : u <= v -> high b i u = true -> high b i v = true.
Proof.
  intros L. destruct i as [[lo hi]|]; [|auto]. unfold high. rewrite !lies_beyond_iff.
  destruct hi as [[x [|]]|]; simpl; [fra|fra|auto].
Qed.

Lemma proper_sound i y : proper i = true -> low false i y = true -> high true i y = false.
Proof.
  destruct i as [[lo hi]|]; [|discriminate]. unfold low, high. intros P.
  rewrite lies_below_iff, <- not_true_iff_false, lies_beyond_iff.
  destruct lo as [[b c]|], hi as [[b' c']|]; simpl in *; try tauto.
  apply orb_true_iff in P. destruct P as [P|P]; [apply qlt_field in P; destruct c, c'; fra|].
  apply andb_true_iff in P. destruct P as [P C]. apply qeq_field in P. destruct c, c'; try discriminate. fra.
Qed.

(** i before j *)
Definition precedes (i j : interval) : bool :=
  match i, j with Some (_, h), Some (l, _) => fits h l | _, _ => true end.
Lemma precedes_sound i j y : precedes i j = true -> high true i y = true \/ low true j y = true.
Proof.
  unfold low, high, precedes. destruct i as [[l h]|]; [|auto]. destruct j as [[l' h']|]; [|auto]. intros P.
  rewrite lies_below_iff, lies_beyond_iff. unfold fits in P. destruct h as [[b c]|], l' as [[b' c']|]; try discriminate.
  unfold is_beyond, is_below. apply orb_true_iff in P. destruct P as [P|P].
  - apply qlt_field in P. destruct (lt_le_dec (of_Q b) y); [left|right]; destruct c, c'; fra.
  - apply andb_true_iff in P. destruct P as [P C]. apply qeq_field in P.
    destruct (lt_le_dec (of_Q b) y), (lt_le_dec y (of_Q b)), c, c'; try discriminate; try (left; fra); right; fra.
Qed.

Lemma place_monotone i j u v : proper i = true -> u <= v -> (place i j u <= place i j v)%nat.
Proof.
  intros Pi L. unfold place.
  pose proof (low_down false i u v L) as A. pose proof (high_up true i u v L) as B.
  pose proof (low_down true j u v L) as C. pose proof (high_up false j u v L) as D.
  destruct (low false i v) eqn:E1; [rewrite A by auto; lia|]. clear A.
  destruct (low false i u) eqn:E2; [lia|].
  destruct (high true i u) eqn:E3; [rewrite B by auto|destruct (high true i v); [|lia]];
    destruct (low true j u), (low true j v), (high false j u), (high false j v); try lia;
    try (specialize (C eq_refl); discriminate); try (specialize (D eq_refl); discriminate).
Qed.

Lemma right_iff i y : is_right i y <-> low false i y = false /\ high true i y = false.
Proof.
  unfold is_right, low, high. destruct i as [[lo hi]|]; [|intuition discriminate].
  rewrite <- lies_below_iff, <- lies_beyond_iff, !not_true_iff_false. reflexivity.
Qed.
Lemma right_iff' i y : is_right i y <-> low true i y = false /\ high false i y = false.
Proof.
  unfold is_right, low, high. destruct i as [[lo hi]|]; [|intuition discriminate].
  rewrite <- lies_below_iff, <- lies_beyond_iff, !not_true_iff_false. reflexivity.
Qed.
Lemma place_one i j y : place i j y = 1%nat <-> is_right i y.
Proof.
  rewrite right_iff. unfold place.
  destruct (low false i y), (high true i y), (low true j y), (high false j y); intuition discriminate.
Qed.
Lemma place_three i j y : proper i = true -> precedes i j = true -> place i j y = 3%nat <-> is_right j y.
Proof.
  intros Pi Pr. pose proof (precedes_sound i j y Pr) as O. pose proof (proper_sound i y Pi) as S.
  rewrite right_iff'. unfold place.
  destruct (low false i y), (high true i y), (low true j y), (high false j y); intuition discriminate.
Qed.
Lemma place_le i j y : (place i j y <= 4)%nat.
Proof. unfold place. destruct (low false i y), (high true i y), (low true j y), (high false j y); lia. Qed.

Definition up (k : nat) : K := of_Q ((Z.of_nat k - 1) # 2).
Definition down (k : nat) : K := of_Q ((3 - Z.of_nat k) # 2).

Lemma near p l : ((- (1 # 2) < p - l)%Q /\ (p - l < 1 # 2)%Q) <-> fabs (of_Q p - of_Q l : K) < $(1 # 2).
Proof.
  rewrite <- q_sub, abs_lt_condition, <- q_opp, <- !qlt_field, !qlt_iff. reflexivity.
Qed.

Theorem monotone_exists : forall r0 r1, check_intervals r0 r1 = true -> exists g : K ->
  K, monotone g /\ describes g r0 r1.
Proof.
  intros r0 r1 H. unfold check_intervals in H. rewrite !andb_true_iff in H. destruct H as [[P0 P1] D].
  assert (O : precedes r0 r1 = true \/ precedes r1 r0 = true).
  { unfold disjoint, precedes in *. destruct r0 as [[l0 h0]|], r1 as [[l1 h1]|]; auto. apply orb_true_iff, D. }
  assert (N : forall k, (k <= 4)%nat -> k = 0%nat \/ k = 1%nat \/ k = 2%nat \/ k = 3%nat \/ k = 4%nat) by lia.
  change (0 : K) with (of_Q 0 : K). change (1 : K) with (of_Q 1 : K).
  destruct O as [O|O].
  - exists (fun y => up (place r0 r1 y)). split.
    + left. intros u v L. pose proof (place_monotone r0 r1 u v P0 L). apply of_Q_le. unfold Qle. cbn [Qnum Qden]. lia.
    + split; intros y; [rewrite <- (place_one r0 r1)|rewrite <- (place_three r0 r1 y P0 O)]; unfold up;
        [change (0 : K) with (of_Q 0 : K)|change (1 : K) with (of_Q 1 : K)]; rewrite <- near;
        destruct (N _ (place_le r0 r1 y)) as [E|[E|[E|[E|E]]]]; rewrite E;
        unfold Qlt, Qminus, Qplus, Qopp; cbn [Qnum Qden]; lia.
  - exists (fun y => down (place r1 r0 y)). split.
    + right. intros u v L. pose proof (place_monotone r1 r0 u v P1 L). apply of_Q_le. unfold Qle. cbn [Qnum Qden]. lia.
    + split; intros y; [rewrite <- (place_three r1 r0 y P1 O)|rewrite <- (place_one r1 r0)]; unfold down;
        [change (0 : K) with (of_Q 0 : K)|change (1 : K) with (of_Q 1 : K)]; rewrite <- near;
        destruct (N _ (place_le r1 r0 y)) as [E|[E|[E|[E|E]]]]; rewrite E;
        unfold Qlt, Qminus, Qplus, Qopp; cbn [Qnum Qden]; lia.
Qed.
End Sides.
