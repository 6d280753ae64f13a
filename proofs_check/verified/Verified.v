(** * The checker that is proved: from the bytes of a file to what it claims

    [verdict bytes] reads a certificate and checks it.  For each kind a theorem says that what is accepted is true:
    the bytes are the canonical text of a certificate, and its claim holds. *)

From Coq Require Import ZArith QArith List Bool String.
From Barriers Require Import UniversalCertificates UniversalSound UniversalLimits.
From Barriers Require Import Json Numerals NetworkChecker Settings InstabilityCertificates InstabilityChecker
  StabilityChecker.
From Barriers Require Import WitnessCertificates WitnessChecker MinimiserCertificates MinimiserChecker.
From Barriers Require Import SeparationChecker Limits DefeatChecker PlayLimits WatchedChecker AlarmChecker.
From Barriers Require Import RegressionCertificates RegressionChecker ProgramCertificates ProgramChecker TrustLimits.
From Barriers Require Import PairCertificates PairChecker ProgramPairChecker.
From Barriers Require Import SolutionCertificates ProgramSolutions RegressionSolutions.
From Barriers Require Import MissChecker MissSound MissLimits.
From Barriers Require Import RecoveryCertificates RecoveryChecker RecoveryLimits.
From Barriers Require Import RootCertificates RootChecker RootLimits.
From Barriers Require Import OrderedFields Archimedean.
Import ListNotations.

Inductive answer :=
| Accepted (kind result : string)
| NotAccepted
| NoChecker (kind : string).

Definition accepts_instability (v : json) : bool :=
  instability_forms v &&
  match as_instability v with Some c => instability_fits c && check_instability c | None => false end.
Definition accepts_stability (v : json) : bool :=
  stability_forms v && match as_stability v with Some c => stability_fits c && check_stability c | None => false end.

Definition accepts_witness (v : json) : bool :=
  witness_forms v && match as_witness v with Some c => witness_fits c && check_witness c | None => false end.

Definition accepts_minimiser (v : json) : bool :=
  minimiser_forms v && match as_minimiser v with Some c => minimiser_fits c v && check_minimiser c | None => false end.

Definition accepts_separation (v : json) : bool :=
  separation_forms v &&
  match as_separation v with Some c => separation_fits c v && check_separation c | None => false end.

Definition accepts_defeat (v : json) : bool :=
  defeat_forms v && match as_defeat v with Some c => defeat_fits c && check_defeat c | None => false end.
Definition accepts_regression_trust (v : json) : bool :=
  regression_trust_forms v &&
  match as_regression_trust v with Some c => regression_trust_fits c && check_regression_trust c | None => false end.
Definition accepts_program_trust (v : json) : bool :=
  program_trust_forms v &&
  match as_program_trust v with Some c => program_trust_fits c && check_program_trust c | None => false end.
Definition accepts_trust (v : json) : bool :=
  match text_at "result" v with
  | Some r =>
      if String.eqb r "T1" then accepts_regression_trust v
      else if String.eqb r "T2" then accepts_program_trust v else false
  | None => false
  end.

Definition accepts_two_answers (v : json) : bool :=
  if problem_is "LASSO" v then
    regression_pair_forms v &&
    match as_regression_pair v with Some c => regression_pair_fits c && check_regression_pair c | None => false end
  else if problem_is "LP" v then
    program_pair_forms v &&
    match as_program_pair v with Some c => program_pair_fits c && check_program_pair c | None => false end
  else false.

Definition accepts_solution (v : json) : bool :=
  if problem_is "LASSO" v then
    regression_solution_forms v &&
    match as_solved_regression v with Some c => solved_regression_fits c && check_solved_regression c | None => false
      end
  else if problem_is "LP" v then
    program_solution_forms v &&
    match as_solved_program v with Some c => solved_program_fits c && check_solved_program c | None => false end
  else if problem_is "P1" v || problem_is "P3" v then
    rooted_forms v && match as_rooted v with Some c => rooted_fits c && check_rooted c | None => false end
  else false.
Definition accepts_universal (v : json) : bool :=
  universal_forms v && match as_universal v with Some c => universal_fits c && check_universal c | None => false end.

Definition accepts_watched (v : json) : bool :=
  watched_forms v && match as_watched v with Some c => watched_fits c && check_watched c | None => false end.
Definition accepts_alarm (v : json) : bool :=
  alarm_forms v && match as_alarm v with Some c => alarm_fits c && check_alarm c | None => false end.
Definition accepts_flag (v : json) : bool :=
  match text_at "result" v with
  | Some r => if String.eqb r "X1" then accepts_watched v else if String.eqb r "X2" then accepts_alarm v else false
  | None => false
  end.

Definition accepts_miss (v : json) : bool :=
  miss_forms v && match as_miss v with Some c => miss_fits c v && check_miss c | None => false end.

Definition accepts_recovery (v : json) : bool :=
  recovery_forms v && match as_recovery v with Some c => recovery_fits c && check_recovery c | None => false end.

Definition checker (kind : string) : option (json -> bool) :=
  if String.eqb kind "instability" then Some accepts_instability
  else if String.eqb kind "stability" then Some accepts_stability
  else if String.eqb kind "witness" then Some accepts_witness
  else if String.eqb kind "minimiser" then Some accepts_minimiser
  else if String.eqb kind "separation" then Some accepts_separation
  else if String.eqb kind "defeat" then Some accepts_defeat
  else if String.eqb kind "trust" then Some accepts_trust
  else if String.eqb kind "two-answers" then Some accepts_two_answers
  else if String.eqb kind "solution" then Some accepts_solution
  else if String.eqb kind "universal" then Some accepts_universal
  else if String.eqb kind "flag" then Some accepts_flag
  else if String.eqb kind "miss" then Some accepts_miss
  else if String.eqb kind "recovery" then Some accepts_recovery
  else None.

Definition verdict (bytes : string) : answer :=
  match (if (characters bytes 0 <=? max_bytes)%Z then parse bytes else None) with
  | Some v =>
      match text_at "kind" v, text_at "result" v with
      | Some kind, Some result =>
          match checker kind with
          | Some accepts =>
              if check_top v && accepts v then Accepted kind result else NotAccepted
          | None => NoChecker kind
          end
      | _, _ => NotAccepted
      end
  | None => NotAccepted
  end.

(** ** Soundness *)

(** The bytes are the canonical text of v, which is a certificate of this kind and result. *)
Definition certificate (bytes : string) (v : json) (kind result : string) : Prop :=
  (text v ++ newline)%string = bytes /\ well_formed v = true /\
  field "schema" v = Some (Text schema) /\ field "kind" v = Some (Text kind) /\ field "result" v = Some (Text result).

Lemma text_at_field name v s : text_at name v = Some s -> field name v = Some (Text s).
Proof. unfold text_at. destruct (field name v) as [[]|]; try discriminate. simpl. congruence. Qed.

Lemma check_top_schema v : check_top v = true -> field "schema" v = Some (Text schema).
Proof.
  unfold check_top. rewrite andb_true_iff. intros [_ H]. destruct (text_at "schema" v) as [s|] eqn:E; [|discriminate].
  apply String.eqb_eq in H. rewrite <- H. apply text_at_field, E.
Qed.

Lemma accepted bytes kind result : verdict bytes = Accepted kind result ->
  exists v accepts, certificate bytes v kind result /\ checker kind = Some accepts /\ accepts v = true.
Proof.
  unfold verdict. destruct (_ <=? _)%Z; [|discriminate]. destruct (parse bytes) as [v|] eqn:P; [|discriminate].
  destruct (text_at "kind" v) as [k|] eqn:K; [|discriminate].
  destruct (text_at "result" v) as [r|] eqn:R; [|discriminate].
  destruct (checker k) as [accepts|] eqn:C; [|discriminate].
  destruct (check_top v && accepts v) eqn:A; [|discriminate].
  intros H. injection H as <- <-. apply andb_true_iff in A. destruct A as [T A]. exists v, accepts.
  split; [|split; assumption]. destruct (parse_written _ _ P) as [W F].
  repeat split; auto using text_at_field, check_top_schema.
Qed.

Lemma reads_result v c r : as_instability v = Some c -> field "result" v = Some (Text r) -> result c = r.
Proof.
  unfold as_instability, text_at. intros H E. rewrite E in H. simpl in H.
  repeat match type of H with bind _ _ = Some _ => apply bind_some in H; destruct H as [? [_ H]] end.
  match type of H with match ?l with _ => _ end = _ => destruct l as [|? [|? [|]]]; try discriminate end.
  injection H as <-. reflexivity.
Qed.

(** A3, A4 *)
Theorem accepted_instability : forall bytes result, verdict bytes = Accepted "instability" result ->
  exists v c, certificate bytes v "instability" result /\ as_instability v = Some c /\
    InstabilityCertificates.result c = result /\ forall K : archimedean_field, instability_holds (K := K) c.
Proof.
  intros bytes r H. destruct (accepted _ _ _ H) as [v [accepts [C [K A]]]]. injection K as <-.
  unfold accepts_instability in A. apply andb_true_iff in A. destruct A as [_ A].
  destruct (as_instability v) as [c|] eqn:E; [|discriminate]. apply andb_true_iff in A. destruct A as [_ A].
  exists v, c. split; [exact C|]. split; [exact E|].
  split; [apply (reads_result v); [exact E|apply C]|intros K; apply check_instability_sound, A].
Qed.

(** A5 *)
Theorem accepted_stability : forall bytes result, verdict bytes = Accepted "stability" result ->
  exists v c, certificate bytes v "stability" result /\ as_stability v = Some c /\
    forall K : archimedean_field, stability_holds (K := K) c.
Proof.
  intros bytes r H. destruct (accepted _ _ _ H) as [v [accepts [C [K A]]]]. injection K as <-.
  unfold accepts_stability in A. apply andb_true_iff in A. destruct A as [_ A].
  destruct (as_stability v) as [c|] eqn:E; [|discriminate]. apply andb_true_iff in A. destruct A as [_ A].
  exists v, c. split; [exact C|]. split; [exact E|]. intros K. apply check_stability_sound, A.
Qed.

(** V *)
Theorem accepted_witness : forall bytes result, verdict bytes = Accepted "witness" result ->
  exists v c, certificate bytes v "witness" result /\ as_witness v = Some c /\
    forall K : ordered_field, witness_holds (K := K) c.
Proof.
  intros bytes r H. destruct (accepted _ _ _ H) as [v [accepts [C [A0 A]]]]. injection A0 as <-.
  unfold accepts_witness in A. apply andb_true_iff in A. destruct A as [_ A].
  destruct (as_witness v) as [c|] eqn:E; [|discriminate]. apply andb_true_iff in A. destruct A as [_ A].
  exists v, c. split; [exact C|]. split; [exact E|]. intros K. apply check_witness_sound, A.
Qed.

(** C0, D *)
Theorem accepted_minimiser : forall bytes result, verdict bytes = Accepted "minimiser" result ->
  exists v c, certificate bytes v "minimiser" result /\ as_minimiser v = Some c /\
    forall K : ordered_field, minimiser_holds (K := K) c.
Proof.
  intros bytes r H. destruct (accepted _ _ _ H) as [v [accepts [C [A0 A]]]]. injection A0 as <-.
  unfold accepts_minimiser in A. apply andb_true_iff in A. destruct A as [_ A].
  destruct (as_minimiser v) as [c|] eqn:E; [|discriminate]. apply andb_true_iff in A. destruct A as [_ A].
  exists v, c. split; [exact C|]. split; [exact E|]. intros K. apply check_minimiser_sound, A.
Qed.

(** C1, D *)
Theorem accepted_separation : forall bytes result, verdict bytes = Accepted "separation" result ->
  exists v c, certificate bytes v "separation" result /\ as_separation v = Some c /\
    forall K : ordered_field, separation_holds (K := K) c.
Proof.
  intros bytes r H. destruct (accepted _ _ _ H) as [v [accepts [C [A0 A]]]]. injection A0 as <-.
  unfold accepts_separation in A. apply andb_true_iff in A. destruct A as [_ A].
  destruct (as_separation v) as [c|] eqn:E; [|discriminate]. apply andb_true_iff in A. destruct A as [_ A].
  exists v, c. split; [exact C|]. split; [exact E|]. intros K. apply check_separation_sound, A.
Qed.

Lemma reads_result_of_defeat v c r : as_defeat v = Some c -> field "result" v = Some (Text r) ->
  result_of c = r.
Proof.
  unfold as_defeat, text_at. intros H E. rewrite E in H. cbn [bind as_text] in H.
  repeat match type of H with bind _ _ = Some _ => apply bind_some in H; destruct H as [? [_ H]] end.
  injection H as <-. reflexivity.
Qed.

(** J, K, W *)
Theorem accepted_defeat : forall bytes result, verdict bytes = Accepted "defeat" result ->
  exists v c, certificate bytes v "defeat" result /\ as_defeat v = Some c /\ result_of c = result /\
    forall K : archimedean_field, defeat_holds (K := K) c.
Proof.
  intros bytes r H. destruct (accepted _ _ _ H) as [v [accepts [C [A0 A]]]]. injection A0 as <-.
  unfold accepts_defeat in A. apply andb_true_iff in A. destruct A as [_ A].
  destruct (as_defeat v) as [c|] eqn:E; [|discriminate]. apply andb_true_iff in A. destruct A as [_ A].
  exists v, c. split; [exact C|]. split; [exact E|].
  split; [apply (reads_result_of_defeat v); [exact E|apply C]|intros K; apply check_defeat_sound, A].
Qed.

(** T1, T2 *)
Theorem accepted_trust : forall bytes result, verdict bytes = Accepted "trust" result ->
  exists v, certificate bytes v "trust" result /\
    (result = "T1"%string /\ (exists c, as_regression_trust v = Some c /\
       forall K : ordered_field, regression_trust_holds (K := K) c) \/
     result = "T2"%string /\ (exists c, as_program_trust v = Some c /\
       forall K : ordered_field, program_trust_holds (K := K) c)).
Proof.
  intros bytes r H. destruct (accepted _ _ _ H) as [v [accepts [C [A0 A]]]]. injection A0 as <-.
  exists v. split; [exact C|]. unfold accepts_trust in A.
  assert (R : text_at "result" v = Some r) by (unfold text_at; destruct C as (_ & _ & _ & _ & ->); reflexivity).
  rewrite R in A. destruct (String.eqb_spec r "T1") as [->|_]; [left|destruct (String.eqb_spec r "T2") as [->|_];
    [right|discriminate]];
    (split; [reflexivity|]); apply andb_true_iff in A; destruct A as [_ A].
  - destruct (as_regression_trust v) as [c|] eqn:E; [|discriminate]. apply andb_true_iff in A. destruct A as [_ A].
    exists c. split; [reflexivity|]. intros K. apply check_regression_trust_sound, A.
  - destruct (as_program_trust v) as [c|] eqn:E; [|discriminate]. apply andb_true_iff in A. destruct A as [_ A].
    exists c. split; [reflexivity|]. intros K. apply check_program_trust_sound, A.
Qed.

(** T3 *)
Theorem accepted_two_answers : forall bytes result, verdict bytes = Accepted "two-answers" result ->
  exists v, certificate bytes v "two-answers" result /\
    (problem_is "LASSO" v = true /\ (exists c, as_regression_pair v = Some c /\
       forall K : ordered_field, regression_pair_holds (K := K) c) \/
     problem_is "LP" v = true /\ (exists c, as_program_pair v = Some c /\
       forall K : ordered_field, program_pair_holds (K := K) c)).
Proof.
  intros bytes r H. destruct (accepted _ _ _ H) as [v [accepts [C [A0 A]]]]. injection A0 as <-.
  exists v. split; [exact C|]. unfold accepts_two_answers in A.
  destruct (problem_is "LASSO" v); [left|destruct (problem_is "LP" v); [right|discriminate]]; (split; [reflexivity|]);
    apply andb_true_iff in A; destruct A as [_ A].
  - destruct (as_regression_pair v) as [c|] eqn:E; [|discriminate]. apply andb_true_iff in A. destruct A as [_ A].
    exists c. split; [reflexivity|]. intros K. apply check_regression_pair_sound, A.
  - destruct (as_program_pair v) as [c|] eqn:E; [|discriminate]. apply andb_true_iff in A. destruct A as [_ A].
    exists c. split; [reflexivity|]. intros K. apply check_program_pair_sound, A.
Qed.

(** T0 *)
Theorem accepted_solution : forall bytes result, verdict bytes = Accepted "solution" result ->
  exists v, certificate bytes v "solution" result /\
    (problem_is "LASSO" v = true /\ (exists c, as_solved_regression v = Some c /\
       forall K : ordered_field, solved_regression_holds (K := K) c) \/
     problem_is "LP" v = true /\ (exists c, as_solved_program v = Some c /\
       forall K : ordered_field, solved_program_holds (K := K) c) \/
     (problem_is "P1" v || problem_is "P3" v = true) /\ (exists c, as_rooted v = Some c /\
       forall K : ordered_field, rooted_holds (K := K) c)).
Proof.
  intros bytes r H. destruct (accepted _ _ _ H) as [v [accepts [C [A0 A]]]]. injection A0 as <-.
  exists v. split; [exact C|]. unfold accepts_solution in A.
  destruct (problem_is "LASSO" v); [left|right; destruct (problem_is "LP" v);
    [left|right; destruct (problem_is "P1" v || problem_is "P3" v); [|discriminate]]]; (split; [reflexivity|]);
    apply andb_true_iff in A; destruct A as [_ A].
  - destruct (as_solved_regression v) as [c|] eqn:E; [|discriminate]. apply andb_true_iff in A. destruct A as [_ A].
    exists c. split; [reflexivity|]. intros K. apply check_solved_regression_sound, A.
  - destruct (as_solved_program v) as [c|] eqn:E; [|discriminate]. apply andb_true_iff in A. destruct A as [_ A].
    exists c. split; [reflexivity|]. intros K. apply check_solved_program_sound, A.
  - destruct (as_rooted v) as [c|] eqn:E; [|discriminate]. apply andb_true_iff in A. destruct A as [_ A].
    exists c. split; [reflexivity|]. intros K. apply check_rooted_sound, A.
Qed.

(** U *)
Theorem accepted_universal : forall bytes result, verdict bytes = Accepted "universal" result ->
  exists v c, certificate bytes v "universal" result /\ as_universal v = Some c /\
    forall K : ordered_field, universal_holds (K := K) c.
Proof.
  intros bytes r H. destruct (accepted _ _ _ H) as [v [accepts [C [A0 A]]]]. injection A0 as <-.
  unfold accepts_universal in A. apply andb_true_iff in A. destruct A as [_ A].
  destruct (as_universal v) as [c|] eqn:E; [|discriminate]. apply andb_true_iff in A. destruct A as [_ A].
  exists v, c. split; [exact C|]. split; [exact E|]. intros K. apply check_universal_sound, A.
Qed.

(** X1, X2 *)
Theorem accepted_flag : forall bytes result, verdict bytes = Accepted "flag" result ->
  exists v, certificate bytes v "flag" result /\
    ((result = "X1"%string /\ exists c, as_watched v = Some c /\ forall K : archimedean_field, watched_holds (K := K)
      c) \/
     (result = "X2"%string /\ exists c, as_alarm v = Some c /\ forall K : archimedean_field, alarm_holds (K := K) c)).
Proof.
  intros bytes r H. destruct (accepted _ _ _ H) as [v [accepts [C [A0 A]]]]. injection A0 as <-.
  exists v. split; [exact C|]. unfold accepts_flag in A. destruct C as (_ & _ & _ & _ & R).
  unfold text_at in A. rewrite R in A. cbn [bind as_text] in A. destruct (String.eqb_spec r "X1") as [->|].
  - left. split; [reflexivity|]. unfold accepts_watched in A. apply andb_true_iff in A. destruct A as [_ A].
    destruct (as_watched v) as [c|]; [|discriminate]. apply andb_true_iff in A. destruct A as [_ A]. exists c.
    split; [reflexivity|]. intros K. apply check_watched_sound, A.
  - destruct (String.eqb_spec r "X2") as [->|]; [|discriminate]. right. split; [reflexivity|].
    unfold accepts_alarm in A. apply andb_true_iff in A. destruct A as [_ A].
    destruct (as_alarm v) as [c|]; [|discriminate]. apply andb_true_iff in A. destruct A as [_ A]. exists c.
    split; [reflexivity|]. intros K. apply check_alarm_sound, A.
Qed.

(** M *)
Theorem accepted_miss : forall bytes result, verdict bytes = Accepted "miss" result ->
  exists v c, certificate bytes v "miss" result /\ as_miss v = Some c /\
    forall K : ordered_field, miss_holds (K := K) c.
Proof.
  intros bytes r H. destruct (accepted _ _ _ H) as [v [accepts [C [A0 A]]]]. injection A0 as <-.
  unfold accepts_miss in A. apply andb_true_iff in A. destruct A as [_ A].
  destruct (as_miss v) as [c|] eqn:E; [|discriminate]. apply andb_true_iff in A. destruct A as [_ A].
  exists v, c. split; [exact C|]. split; [exact E|]. intros K. apply check_miss_sound, A.
Qed.

(** E0: no root is asked of the field. *)
Theorem accepted_recovery : forall bytes result, verdict bytes = Accepted "recovery" result ->
  exists v c, certificate bytes v "recovery" result /\ as_recovery v = Some c /\
    forall K : ordered_field, recovery_holds (K := K) c.
Proof.
  intros bytes r H. destruct (accepted _ _ _ H) as [v [accepts [C [A0 A]]]]. injection A0 as <-.
  unfold accepts_recovery in A. apply andb_true_iff in A. destruct A as [_ A].
  destruct (as_recovery v) as [c|] eqn:E; [|discriminate]. apply andb_true_iff in A. destruct A as [_ A].
  exists v, c. split; [exact C|]. split; [exact E|]. intros K. apply check_recovery_sound, A.
Qed.
