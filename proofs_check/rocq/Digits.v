(** * C1: K digits, K-1 digits, K-2 digits

    K >= 2, "correct to K digits" means within 10^-K in the Euclidean norm.  Let alpha_s > alpha_w with
    c_s = c(alpha_s) in (sqrt 2, 2) 10^-K and c_w = c(alpha_w) in (sqrt 2, 2) 10^-(K-1).  The inputs are the strong
    family iota_0 = (alpha_s, alpha_s), iota^1_n = (alpha_s, alpha_s - 4^-n), iota^2_n = (alpha_s - 4^-n, alpha_s), and
    the weak one, the same with alpha_w but without its limit; the evaluations are the entries of A and y = e_1, the
    solutions the minimisers of P1, P2 or P3.

    (i)  For some information no randomised algorithm that halts almost surely gives K digits on all inputs with
    probability > 1/2, and none at all with probability > 2/3.  (ii) For every information a deterministic algorithm
    gives K-1 digits on all inputs; for some information none that reads only levels <= m does with probability > 1/2.
    (iii) K-2 digits need no reading.  The inputs are defined over every ordered field; what is said of algorithms is
    about rational numbers here, and over every Archimedean ordered field in OptimisationFields.v.

    Idea.  The two branches have the solutions c e_1 and c e_2, at distance sqrt 2 c > 2 10^-K.  The larger of the two
    entries is always alpha_s or alpha_w, so one reading of both at a fine level tells the families apart; in the strong
    one the midpoint is good to K-1 digits, in the weak one reading decides which entry is larger. *)

From Coq Require Import QArith Qabs Lqa Lia PeanoNat.
From Barriers Require Import OrderedFields Archimedean Algorithms Computation Sharpness.
From Barriers Require Import Sums Optimisation Distances Entries.
Open Scope Q_scope.

(** ** The inputs, over every ordered field *)

Section Inputs.
Context {K : ordered_field}.
Local Notation vector := (nat -> K).
Open Scope field_scope.

Lemma family_depends (b g : vector) m : depends_on_two (fun alpha beta => family_matrix alpha beta b g m).
Proof. intros alpha beta. split; [| split]; [reflexivity.. |]. intros [| i] [| [| j]]; congruence || reflexivity. Qed.

(** The fork family of an inverse problem. *)
Section InverseProblem.
Variables (p : program_over K) (m N : nat) (b g : vector) (top : K) (first : nat).
Hypothesis top_admitted : admitted p top.
Hypothesis further : forall j, 0 <= g j < top.
Hypothesis first_small : quarter first <= top.

Definition inverse_matrix (alpha beta : K) : nat -> vector := family_matrix alpha beta b g (S m).
Definition inverse_evaluation : fork -> nat -> K := evaluation m N inverse_matrix e1 top.
Definition inverse_solutions (iota : fork) : vector -> Prop :=
  minimiser p (S m) (S (S N)) (inverse_matrix (first_entry top iota) (second_entry top iota)) e1.

Let c := coefficient p top.

Lemma solutions_one n x : (first <= n)%nat ->
  inverse_solutions (Member One n) x <-> equal (S (S N)) x (pair c 0).
Proof.
  intros Hn. apply (C0_first p b g m N top (top - quarter n) x); [| exact top_admitted | exact further].
  split; [apply (lowered_nonneg top first n first_small Hn) | apply lowered_lt].
Qed.

Lemma solutions_two n x : (first <= n)%nat ->
  inverse_solutions (Member Two n) x <-> equal (S (S N)) x (pair 0 c).
Proof.
  intros Hn. apply (C0_second p b g m N (top - quarter n) top x); [| exact top_admitted | exact further].
  split; [apply (lowered_nonneg top first n first_small Hn) | apply lowered_lt].
Qed.

Lemma solutions_limit x : inverse_solutions Limit x <->
  exists u v, equal (S (S N)) x (pair u v) /\ 0 <= u /\ 0 <= v /\ u + v == c.
Proof. apply (C0_equal p b g m N top x); [exact top_admitted | exact further]. Qed.

Lemma inverse_distance i n k : fabs (inverse_evaluation (Member i n) k - inverse_evaluation Limit k) <= quarter n.
Proof. apply evaluation_close, family_depends. Qed.

(** At accuracies rho with 2 rho^2 < c^2 some kappa > 2 rho separates the branches. *)
Lemma inverse_separated rho : 0 <= rho -> $2 * (rho * rho) < c * c -> 0 <= c ->
  exists kappa, $2 * rho < kappa /\ forall n n', (first <= n)%nat -> (first <= n')%nat -> forall x z r,
    inverse_solutions (Member One n) x -> inverse_solutions (Member Two n') z ->
    ball 2 (S (S N)) x r z -> kappa <= r.
Proof.
  intros R L C. destruct (kappa_exists 2 rho c R) as (kappa & K1 & K2 & K3); [simpl; fra |].
  exists kappa. split; [exact K1 |]. intros n n' Hn Hn' x z r X Z. apply (solutions_one n x Hn) in X.
  apply (solutions_two n' z Hn') in Z. apply (corners_ball 2 N c kappa ltac:(lia) C K2 K3 x z X Z).
Qed.
End InverseProblem.

(** [S (S k)] digits, K = k + 2. *)
Definition tenth (k : nat) : K := fpower $(1 # 10) k.

Lemma tenth_positive k : 0 < tenth k.
Proof. apply fpower_positive. fra. Qed.

(** [c] lies in (sqrt 2, 2) [rho]. *)
Definition in_window (rho c : K) : Prop := 0 < c /\ $2 * (rho * rho) < c * c /\ c * c < $4 * (rho * rho).

Inductive input := Strong (iota : fork) | Weak (i : branch) (n : nat).

(** Omega_K *)
Definition in_omega (first_strong first_weak : nat) (iota : input) : Prop :=
  match iota with Strong iota => is_input first_strong iota | Weak _ n => (first_weak <= n)%nat end.

Definition digits_evaluation (m N : nat) (b g : vector) (strong weak : K) (iota : input) : nat -> K :=
  match iota with
  | Strong iota => inverse_evaluation m N b g strong iota
  | Weak i n => inverse_evaluation m N b g weak (Member i n)
  end.

Definition digits_solutions (p : program_over K) (m N : nat) (b g : vector) (strong weak : K) (iota : input)
  : vector -> Prop :=
  match iota with
  | Strong iota => inverse_solutions p m N b g strong iota
  | Weak i n => inverse_solutions p m N b g weak (Member i n)
  end.
End Inputs.

(** ** The fork family of an inverse problem with rational numbers *)

Section InverseProblem.
Variables (p : program) (m N : nat) (b g : nat -> Q) (top : Q) (first : nat).
Hypothesis top_admitted : admitted p top.
Hypothesis further : forall j, 0 <= g j < top.
Hypothesis first_positive : (1 <= first)%nat.
Hypothesis first_small : power (1 # 4) first <= top.
Let c := coefficient p top.
Let d := euclidean (S (S N)).
Local Notation inverse_evaluation := (inverse_evaluation m N b g top).
Local Notation inverse_solutions := (inverse_solutions p m N b g top).

Lemma inverse_close i n k : (first <= n)%nat ->
  Qabs (inverse_evaluation (Member i n) k - inverse_evaluation Limit k) <= power (1 # 4) n.
Proof. intros _. apply evaluation_close_rational, family_depends. Qed.

Lemma inverse_apart kappa : 0 <= c -> 0 <= kappa -> power kappa 2 <= 2 * power c 2 ->
  forall n n', (first <= n)%nat -> (first <= n')%nat ->
  apart d kappa (inverse_solutions (Member One n)) (inverse_solutions (Member Two n')).
Proof.
  intros C K L n n' Hn Hn' x z r X Z. apply (solutions_one p m N b g top first) in X; auto.
  apply (solutions_two p m N b g top first) in Z; auto.
  apply (corners_apart 2 N c kappa two_positive C K L x z X Z).
Qed.

(** K and W for this family, at accuracies rho with 2 rho^2 < c^2. *)
Theorem C1_fork rho : 0 <= c -> 0 <= rho -> 2 * (rho * rho) < c * c ->
  let info := fork_information inverse_evaluation in
  (forall iota, is_input first iota -> admissible (inverse_evaluation iota) (info iota)) /\
  (forall t q, (forall iota, is_input first iota ->
     success_at_least d (info iota) (inverse_solutions iota) rho q t) -> q <= 2 # 3) /\
  (forall t q, halts_almost_surely (info Limit) t -> (forall iota, is_input first iota ->
     success_at_least d (info iota) (inverse_solutions iota) rho q t) -> q <= 1 # 2) /\
  (forall l t q, let n := Nat.max (l + 1) first in reads_to (info (Member One n)) l t ->
     (forall i, success_at_least d (info (Member i n)) (inverse_solutions (Member i n)) rho q t) -> q <= 1 # 2).
Proof.
  intros C R L info. destruct (kappa_between 2 rho c R) as (kappa & K1 & K2 & K3); [simpl; lra |].
  pose proof (inverse_apart kappa C K2 K3) as Ap. split; [| split; [| split]].
  - intros iota. apply (K_admissible _ first); [exact first_positive | apply inverse_close].
  - intros t q. apply (K_fork d _ _ kappa rho first); assumption.
  - intros t q. apply (K_fork_halting d _ _ kappa rho first); assumption.
  - intros l t q. apply (W_weak_fork d _ _ kappa rho first); assumption.
Qed.

End InverseProblem.

(** ** C1 *)

Lemma reader_deterministic {M} k1 k2 (s1 s2 : M) : forall l, deterministic (reader k1 k2 s1 s2 l).
Proof.
  cofix IH. intros l. rewrite (exposed_same (reader k1 k2 s1 s2 l)). simpl exposed.
  constructor. intros u. constructor. intros v.
  destruct (Qlt_le_dec _ _); [constructor |]. destruct (Qlt_le_dec _ _); [constructor | apply IH].
Qed.

Lemma tenth_above_0 k : 0 < @tenth Q_field k.
Proof. exact (@tenth_positive Q_field k). Qed.

Lemma window_rational (rho c : Q) : in_window rho c -> 0 < c /\ 2 * (rho * rho) < c * c /\ c * c < 4 * (rho * rho).
Proof. exact (fun H => H). Qed.

Section Digits.
Variables (p : program) (k m N : nat) (b g : nat -> Q) (strong weak : Q) (first_strong first_weak : nat).
Hypothesis weak_strong : weak < strong.
Hypothesis strong_admitted : admitted p strong.
Hypothesis weak_admitted : admitted p weak.
Let cs := coefficient p strong.
Let cw := coefficient p weak.
Hypothesis cs_window : in_window (tenth (S (S k))) cs.
Hypothesis cw_window : in_window (tenth (S k)) cw.
Hypothesis further : forall j, 0 <= g j < weak.
Hypothesis first_strong_positive : (1 <= first_strong)%nat.
Hypothesis first_weak_positive : (1 <= first_weak)%nat.
Hypothesis first_strong_small : power (1 # 4) first_strong <= strong.
Hypothesis first_weak_small : power (1 # 4) first_weak <= weak.

Local Notation in_omega := (in_omega first_strong first_weak).
Local Notation digits_evaluation := (digits_evaluation m N b g strong weak).
Local Notation digits_solutions := (digits_solutions p m N b g strong weak).

Definition digits_information (iota : input) : oracle :=
  match iota with
  | Strong iota => fork_information (inverse_evaluation m N b g strong) iota
  | Weak i n => fork_information (inverse_evaluation m N b g weak) (Member i n)
  end.

(** Within [rho] of a minimiser in the Euclidean norm. *)
Definition correct (rho : Q) (iota : input) : vector -> Prop :=
  accurate (euclidean (S (S N))) rho (digits_solutions iota).

Let further_strong j : 0 <= g j < strong.
Proof. pose proof (further j). lra. Qed.

Theorem C1_admissible iota : in_omega iota -> admissible (digits_evaluation iota) (digits_information iota).
Proof.
  destruct iota as [iota | i n]; intros H.
  - apply (K_admissible _ first_strong first_strong_positive (inverse_close m N b g strong first_strong) iota H).
  - apply (K_admissible _ first_weak first_weak_positive (inverse_close m N b g weak first_weak) (Member i n) H).
Qed.

(** (i) *)
Theorem C1_halting t q : halts_almost_surely (digits_information (Strong Limit)) t ->
  (forall iota, in_omega iota ->
     probability_at_least (digits_information iota) (correct (tenth (S (S k))) iota) q t) -> q <= 1 # 2.
Proof.
  intros A B. destruct (window_rational _ _ cs_window) as (C0 & C1 & _). pose proof (tenth_above_0 (S (S k))).
  destruct (C1_fork p m N b g strong first_strong strong_admitted further_strong first_strong_positive
    first_strong_small (tenth (S (S k)))) as (_ & _ & F & _); [unfold cs in *; lra.. |].
  apply (F t q A). intros iota Hi. apply (B (Strong iota) Hi).
Qed.

Theorem C1_any t q :
  (forall iota, in_omega iota ->
     probability_at_least (digits_information iota) (correct (tenth (S (S k))) iota) q t) -> q <= 2 # 3.
Proof.
  intros B. destruct (window_rational _ _ cs_window) as (C0 & C1 & _). pose proof (tenth_above_0 (S (S k))).
  destruct (C1_fork p m N b g strong first_strong strong_admitted further_strong first_strong_positive
    first_strong_small (tenth (S (S k)))) as (_ & F & _ & _); [unfold cs in *; lra.. |].
  apply (F t q). intros iota Hi. apply (B (Strong iota) Hi).
Qed.

(** (ii), the bound: levels [<= l] give K-1 digits on one of two weak inputs with probability [<= 1/2] only. *)
Theorem C1_levels t l q : let n := Nat.max (l + 1) first_weak in
  reads_to (digits_information (Weak One n)) l t ->
  (forall i, probability_at_least (digits_information (Weak i n)) (correct (tenth (S k)) (Weak i n)) q t) -> q <= 1 # 2.
Proof.
  intros n A B. destruct (window_rational _ _ cw_window) as (C0 & C1 & _). pose proof (tenth_above_0 (S k)).
  destruct (C1_fork p m N b g weak first_weak weak_admitted further first_weak_positive
    first_weak_small (tenth (S k))) as (_ & _ & _ & F); [unfold cw in *; lra.. |].
  apply (F l t q A). intros i. apply (B i).
Qed.

(** (ii), the algorithm: read both entries at a level [l] that tells [strong] from [weak]; then the midpoint, or read
    until the larger entry is known. *)
Definition midpoint (c : Q) : vector := pair ((1 # 2) * c)%Q ((1 # 2) * c)%Q.

Definition fewer_digits (l : nat) : algorithm vector :=
  Read O l (fun u => Read 1%nat l (fun v =>
    if Qlt_le_dec ((1 # 2) * (strong + weak)) u then Output (midpoint cs)
    else if Qlt_le_dec ((1 # 2) * (strong + weak)) v then Output (midpoint cs)
    else reader O 1%nat (pair cw 0) (pair 0 cw) O)).

Lemma fewer_digits_deterministic l : deterministic (fewer_digits l).
Proof.
  constructor. intros u. constructor. intros v.
  destruct (Qlt_le_dec _ _); [constructor |]. destruct (Qlt_le_dec _ _); [constructor | apply reader_deterministic].
Qed.

(** A point of the plane is correct if it is near enough to a corner that is a solution. *)
Lemma correct_plane rho iota u v u' v' : 0 <= rho -> digits_solutions iota (pair u' v') ->
  (u - u') * (u - u') + (v - v') * (v - v') <= rho * rho -> correct rho iota (pair u v).
Proof. apply accurate_plane. Qed.

(** What solves the strong and the weak inputs. *)
Lemma strong_corner iota : is_input first_strong iota ->
  digits_solutions (Strong iota) (pair cs 0) \/ digits_solutions (Strong iota) (pair 0 cs).
Proof.
  destruct iota as [| [|] n]; intros H; [left | left | right].
  - apply solutions_limit; [exact strong_admitted | exact further_strong |].
    exists cs, 0. destruct (window_rational _ _ cs_window). split; [intros j _; reflexivity |].
    split; [in_Q; lra |]. split; [in_Q; lra | apply Qplus_0_r].
  - apply (solutions_one p m N b g strong first_strong); auto. intros j _. reflexivity.
  - apply (solutions_two p m N b g strong first_strong); auto. intros j _. reflexivity.
Qed.

Lemma weak_one n : (first_weak <= n)%nat -> digits_solutions (Weak One n) (pair cw 0).
Proof. intros H. apply (solutions_one p m N b g weak first_weak); auto. intros j _. reflexivity. Qed.

Lemma weak_two n : (first_weak <= n)%nat -> digits_solutions (Weak Two n) (pair 0 cw).
Proof. intros H. apply (solutions_two p m N b g weak first_weak); auto. intros j _. reflexivity. Qed.

Lemma tenth_S j : @tenth Q_field (S j) == (1 # 10) * @tenth Q_field j.
Proof. reflexivity. Qed.

Lemma midpoint_correct iota : is_input first_strong iota -> correct (tenth (S k)) (Strong iota) (midpoint cs).
Proof.
  intros H. destruct (window_rational _ _ cs_window) as (C0 & _ & C2). rewrite tenth_S in C2.
  pose proof (tenth_above_0 (S k)). assert (Sq : 0 <= @tenth Q_field (S k) * @tenth Q_field (S k))
    by exact (@square_nonneg Q_field _).
  destruct (strong_corner iota H) as [C | C]; (eapply correct_plane; [| exact C |]; in_Q; lra).
Qed.

Theorem C1_fewer_digits : exists l, deterministic (fewer_digits l) /\
  forall information, (forall iota, in_omega iota -> admissible (digits_evaluation iota) (information iota)) ->
  forall iota, in_omega iota -> exists n, attains (information iota) (correct (tenth (S k)) iota) n (fewer_digits l) 1.
Proof.
  destruct (power_half_vanishes ((1 # 2) * (strong - weak))) as [l Hl]; [lra |]. exists l.
  split; [apply fewer_digits_deterministic |]. intros information A iota Hi. specialize (A iota Hi).
  destruct (A O l) as [_ A0]. destruct (A 1%nat l) as [_ A1].
  apply Qabs_Qle_condition in A0. apply Qabs_Qle_condition in A1.
  set (o := information iota) in *. pose proof (tenth_above_0 (S k)).
  assert (Sq : 0 <= @tenth Q_field (S k) * @tenth Q_field (S k)) by exact (@square_nonneg Q_field _).
  destruct iota as [iota | i n]; unfold digits_evaluation, inverse_evaluation in A0, A1;
    rewrite (evaluation_zero m N _ _ _ (family_depends b g (S m))) in A0;
    rewrite (evaluation_one m N _ _ _ (family_depends b g (S m))) in A1.
  - pose proof (midpoint_correct iota Hi) as Mid. exists l. constructor 4; [lia |]. constructor 4; [lia |]. cbv beta.
    destruct (Qlt_le_dec _ (o O l)); [constructor 2; [exact Mid | lra] |].
    destruct (Qlt_le_dec _ (o 1%nat l)); [constructor 2; [exact Mid | lra] |]. exfalso.
    destruct iota as [| [|] n]; cbn [first_entry second_entry] in A0, A1; in_rationals; lra.
  - assert (P : 0 < power (1 # 4) n) by (apply power_positive; lra).
    destruct (reader_right (digits_evaluation (Weak i n)) o (correct (tenth (S k)) (Weak i n)) O 1 (pair cw 0)
      (pair 0 cw) A) as [n' R].
    { destruct i; [left | right]; (split; [(apply one_larger || apply two_larger); apply family_depends |]).
      - eapply correct_plane; [| apply weak_one, Hi |]; in_Q; lra.
      - eapply correct_plane; [| apply weak_two, Hi |]; in_Q; lra. }
    exists (Nat.max l n'). constructor 4; [lia |]. constructor 4; [lia |]. cbv beta.
    destruct (Qlt_le_dec _ (o O l)); [exfalso; destruct i; cbn [first_entry] in A0; in_rationals; lra |].
    destruct (Qlt_le_dec _ (o 1%nat l)); [exfalso; destruct i; cbn [second_entry] in A1; in_rationals; lra |].
    revert R. apply attains_weaken; [auto | lia].
Qed.

(** (iii) *)
Theorem C1_no_reading iota o : in_omega iota -> attains o (correct (tenth k) iota) O (Output (midpoint cw)) 1.
Proof.
  intros Hi. constructor 2; [| lra]. destruct (window_rational _ _ cs_window) as (S0 & _ & S2).
  destruct (window_rational _ _ cw_window) as (W0 & _ & W2).
  rewrite tenth_S in W2, S2. rewrite tenth_S in S2.
  pose proof (tenth_above_0 k).
  assert (0 <= @tenth Q_field k * @tenth Q_field k) by exact (@square_nonneg Q_field _).
  assert (0 <= ((1 # 2) * cw - cs) * ((1 # 2) * cw - cs)) by exact (@square_nonneg Q_field _).
  assert (0 <= cs * cw) by (apply Qmult_le_0_compat; lra).
  destruct iota as [iota | [|] n].
  - destruct (strong_corner iota Hi) as [C | C]; (eapply correct_plane; [| exact C |]; in_Q; lra).
  - eapply correct_plane; [| apply weak_one, Hi |]; in_Q; lra.
  - eapply correct_plane; [| apply weak_two, Hi |]; in_Q; lra.
Qed.

End Digits.

(** The parameters of C1 exist for each problem and every K >= 2: alpha = (2/3) (1 - eta) 10^K for P1, (3/5) 10^K for
    P2, (2/3) 10^K for P3. *)
Definition valid (p : program) : Prop :=
  match p with P1 eta => 0 <= eta < 1 | P2 lambda | P3 lambda => 0 < lambda <= 1 end.

Definition entry (p : program) (k : nat) : Q :=
  match p with
  | P1 eta => (2 # 3) * (1 - eta) * power 10 k
  | P2 _ => (3 # 5) * power 10 k
  | P3 _ => (2 # 3) * power 10 k
  end.

Lemma ten_tenth k : power 10 k * @tenth Q_field k == 1.
Proof. induction k as [| k IH]; [reflexivity |]. rewrite tenth_S. simpl power. rewrite <- IH. ring. Qed.

Lemma ten_large k : 10 <= power 10 (S k).
Proof. induction k as [| k IH]; [simpl; lra |]. change (10 <= 10 * power 10 (S k)). lra. Qed.

Lemma entry_admitted p k : valid p -> admitted p (entry p (S k)).
Proof.
  pose proof (ten_large k) as T. unfold entry. generalize dependent (power 10 (S k)). intros t T V.
  destruct p; simpl in *; in_Q; repeat split; nra.
Qed.

Lemma entry_window p k : valid p -> in_window (tenth (S k)) (coefficient p (entry p (S k))).
Proof.
  intros V. pose proof (entry_admitted p k V) as Ad. pose proof (admitted_positive p _ Ad) as P.
  pose proof (coefficient_times p _ P) as E. set (c := coefficient p (entry p (S k))) in *.
  pose proof (ten_tenth (S k)) as T. pose proof (ten_large k) as L. pose proof (tenth_above_0 (S k)) as R.
  set (rho := @tenth Q_field (S k)) in *. set (t := power 10 (S k)) in *.
  assert (X : c * (t * rho) == c * 1) by (rewrite T; reflexivity).
  in_Q. assert (Ec : c == t * c * rho) by lra.
  assert (B : (3 # 2) * rho <= c <= (5 # 3) * rho).
  { assert (B : (3 # 2) <= t * c <= (5 # 3)); [| rewrite Ec; set (tc := t * c) in *; clearbody tc; nra].
    destruct p as [eta | lambda | lambda]; unfold entry in E; fold t in E; simpl in V; in_Q;
      try change (@finv Q_field) with Qinv in E.
    - assert (Z : (1 - eta) * ((2 # 3) * (t * c) - 1) == 0) by lra. apply Qmult_integral in Z. lra.
    - set (i := / ((3 # 5) * t)) in *. assert (I : (3 # 5) * t * i == 1) by (apply Qmult_inv_r; lra).
      assert (I0 : 0 < i) by (apply Qinv_lt_0_compat; lra). assert (I1 : 6 * i <= 1) by nra.
      assert (0 < lambda * i) by nra. assert (lambda * i <= i) by nra. lra.
    - lra. }
  clearbody c rho. unfold in_window. in_Q. repeat split; nra.
Qed.

Theorem C1_parameters p k : valid p ->
  let strong := entry p (S (S k)) in let weak := entry p (S k) in
  weak < strong /\ admitted p strong /\ admitted p weak /\
  in_window (tenth (S (S k))) (coefficient p strong) /\ in_window (tenth (S k)) (coefficient p weak) /\
  exists first, (1 <= first)%nat /\ power (1 # 4) first <= weak /\ power (1 # 4) first <= strong.
Proof.
  intros V strong weak. pose proof (entry_admitted p k V) as Ad. pose proof (admitted_positive p _ Ad) as P.
  assert (L : strong == 10 * weak) by (unfold strong, weak, entry; destruct p; simpl power; ring).
  fold weak in P. in_Q. repeat split; try apply entry_admitted, V; try apply entry_window, V; [lra |].
  destruct (power_half_vanishes weak P) as [n Hn]. exists (S n).
  pose proof (power_quarter_half (S n) ltac:(lia)). pose proof (power_half_decreases n (S (S n)) ltac:(lia)).
  repeat split; lia || lra.
Qed.

(** K (iii) for the strong family: both constants are attained, with every information. *)
Theorem C1_sharp p m N b g top first information rho :
  admitted p top -> (forall j, 0 <= g j < top) -> power (1 # 4) first <= top -> (1 <= first)%nat ->
  0 <= coefficient p top -> 0 <= rho ->
  (forall iota, is_input first iota -> admissible (inverse_evaluation m N b g top iota) (information iota)) ->
  let d := euclidean (S (S N)) in
  let s1 := pair (coefficient p top) 0 in let s2 := pair 0 (coefficient p top) in
  let ask := reader O 1%nat s1 s2 O in
  halts_almost_surely (information Limit) (coin s1 s2) /\
  forall iota, is_input first iota ->
    success_at_least d (information iota) (inverse_solutions p m N b g top iota) rho (1 # 2) (coin s1 s2) /\
    success_at_least d (information iota) (inverse_solutions p m N b g top iota) rho (2 # 3) (two_thirds s1 s2 ask).
Proof.
  intros Ad G F F1 C R A d s1 s2 ask.
  assert (Exact : forall (S : vector -> Prop) x, S x -> accurate d rho S x).
  { intros S x. apply (accurate_lp_exact 2 _ two_positive rho S x R). }
  destruct (K_sharp d (inverse_evaluation m N b g top) (inverse_solutions p m N b g top) rho first information
    s1 s2 O 1 A) as [H H'].
  - intros n Hn. apply Exact. apply (solutions_one p m N b g top first); auto. intros j _. reflexivity.
  - intros n Hn. apply Exact. apply (solutions_two p m N b g top first); auto. intros j _. reflexivity.
  - apply Exact, solutions_limit; auto. exists (coefficient p top), 0. split; [intros j _; reflexivity |]. in_Q; lra.
  - apply Exact, solutions_limit; auto. exists 0, (coefficient p top). split; [intros j _; reflexivity |]. in_Q; lra.
  - intros n _. apply one_larger, family_depends.
  - intros n _. apply two_larger, family_depends.
  - split; [exact H |]. intros iota Hi. destruct (H' iota Hi) as (H1 & H2 & _). split; assumption.
Qed.
