(** * Certificates of J, K and W: runs of an algorithm, and how often at most it succeeds

    [defeat_holds c] is what a certificate c claims: some algorithm has these runs on admissible information; any that
    has them succeeds on each input with a probability between the stated ends, and on one of the inputs with at most
    the stated bound, which is no more than 1/2 (2/3).  [check_defeat_sound]: what the checker accepts holds. *)

From Coq Require Import ZArith QArith Lqa Lia PeanoNat List Bool String.
From Barriers Require Import Json Sha256 Numerals NetworkChecker Intervals.
From Barriers Require Import OrderedFields Archimedean Algorithms.
From Barriers Require Import Runs Families Rightness RightChecker Plays Posed.
Import ListNotations.
Open Scope Q_scope.

Record defeat := {
  (** the claim *)
  result_of : string;
  family_of : family;
  accuracy : Q;
  bound : Q;
  limit : Q;
  top_level : option Z;
  places_of : list place;
  runs_name : string;
  (** the witness *)
  runs_json : json;
  runs_of : list (list run)
}.

Definition as_defeat (certificate : json) : option defeat :=
  let* claim := field "claim" certificate in
  let* witness := field "witness" certificate in
  let* r := text_at "result" certificate in
  let* F := field "family" claim in let* F := as_family F in
  let* alpha := number_at "accuracy" claim in
  let* bound := number_at "bound" claim in
  let* limit := number_at "limit" claim in
  let* top := field "max_level" claim in
  let* top := match top with Null => Some None | Int l => Some (Some l) | _ => None end in
  let* places := field "inputs" claim in let* places := as_places places in
  let* name := text_at "runs_sha256" claim in
  let* runs := as_runs witness in
  Some {| result_of := r; family_of := F; accuracy := alpha; bound := bound; limit := limit; top_level := top;
          places_of := places; runs_name := name; runs_json := witness; runs_of := runs |}.

(** ** What it says *)

(** 1/2, or 2/3 for K if a run on the limit has no output. *)
Definition limit_of (c : defeat) : Q :=
  if String.eqb (result_of c) "K" && existsb (fun r => negb (has_output r)) (hd [] (runs_of c)) then 2 # 3 else 1 # 2.

Definition defeat_holds {K : archimedean_field} (c : defeat) : Prop :=
  let F := family_of c in
  let right epshat p := right (K := K) F epshat (accuracy c) (branch p) (index p) in
  runs_name c = sha256 (text (runs_json c) ++ newline) /\
  proposition F = result_of c /\ posed F (accuracy c) /\
  (top_level c <> None <-> result_of c = "W"%string) /\
  played F (top_level c) (branches (result_of c)) (places_of c) (runs_of c) /\
  (exists t os, has_all (K := K) F t os (places_of c) (runs_of c)) /\
  (forall epshat t os, tolerated F epshat -> has_all (K := K) F t os (places_of c) (runs_of c) ->
    (forall i o p, nth_error os i = Some o -> nth_error (places_of c) i = Some p ->
      success_between o (right epshat p) (top_level c) t (low_end p) (high_end p)) /\
    exists i o p, nth_error os i = Some o /\ nth_error (places_of c) i = Some p /\
      success_at_most o (right epshat p) (top_level c) t (bound c)) /\
  (forall p, In p (places_of c) -> bound c <= high_end p) /\ limit c == limit_of c /\ bound c <= limit c.

(** ** The checker *)

Definition judged (F : family) (alpha : Q) (p : place) (x : list Q) : option bool :=
  if surely_right F alpha (branch p) x then Some true
  else if surely_wrong F alpha (branch p) x then Some false else None.
(** The ends that are claimed are those that are computed. *)
Definition check_end (judge : list Q -> option bool) (p : place) (T : trie) : bool :=
  Qeq_bool (low_end p) (weight_of (is_true_of (success judge) true) T) &&
  Qeq_bool (high_end p) (1 - weight_of (is_true_of (success judge) false) T).
Fixpoint check_ends (judge : place -> list Q -> option bool) (places : list place) (tries : list trie) : bool :=
  match places, tries with
  | p :: places, T :: tries => if check_end (judge p) p T then check_ends judge places tries else false
  | _, _ => true
  end.
Definition check_bound (c : defeat) : bool :=
  forallb (fun p => Qle_bool (bound c) (high_end p)) (places_of c) &&
  existsb (fun p => Qeq_bool (bound c) (high_end p)) (places_of c) &&
  Qeq_bool (limit c) (limit_of c) && Qle_bool (bound c) (limit c).

Definition check_defeat (c : defeat) : bool :=
  let F := family_of c in
  String.eqb (runs_name c) (sha256 (content (runs_json c))) &&
  String.eqb (proposition F) (result_of c) && check_posed F (accuracy c) &&
  Bool.eqb (String.eqb (result_of c) "W") match top_level c with Some _ => true | None => false end &&
  match check_plays F (top_level c) (outputs_of F) (branches (result_of c)) (places_of c) (runs_of c) with
  | Some tries => check_ends (judged F (accuracy c)) (places_of c) tries && check_bound c
  | None => false
  end.

(** ** Soundness *)

Lemma branches_known s : Forall (fun b => (0 <= b <= 2)%Z) (branches s).
Proof. unfold branches. destruct (String.eqb s "J"), (String.eqb s "K"); repeat constructor; discriminate. Qed.

Lemma check_ends_sound judge places : forall tries, check_ends judge places tries = true ->
  forall i p T, nth_error places i = Some p -> nth_error tries i = Some T -> check_end (judge p) p T = true.
Proof.
  induction places as [|p places IH]; intros [|T tries] H i q T' H1 H2;
    try (destruct i; discriminate). cbn [check_ends] in H. destruct (check_end (judge p) p T) eqn:E; [|discriminate].
  destruct i as [|i]; [injection H1 as <-; injection H2 as <-; exact E|apply (IH tries H i q T' H1 H2)].
Qed.

Lemma success_between_same {M} o (G : M -> Prop) top t low high low' high' :
  success_between o G top t low high -> low' == low -> high' == high -> success_between o G top t low' high'.
Proof.
  intros [(m & A & B) C] E1 E2. split.
  - exists m. split; [exact A|]. apply (attains_less o G m t low); [exact B|rewrite E1; lra].
  - intros n p Hn Hp. rewrite E2. apply (C n p Hn Hp).
Qed.

Section Judged.
Context {K : archimedean_field}.
Variables (F : family) (top : option Z) (outputs : Z) (bs : list Z) (places : list place) (runs_of : list (list run)).
Variables (tries : list trie) (alpha : Q) (epshat : K).
Hypothesis checked : check_plays F top outputs bs places runs_of = Some tries.
Hypothesis known : Forall (fun b => (0 <= b <= 2)%Z) bs.
Hypothesis asked : posed F alpha.
Hypothesis tolerance : tolerated F epshat.

Lemma judged_right p x : In p places -> Z.of_nat (List.length x) = outputs_of F -> judged F alpha p x = Some true ->
  right F epshat alpha (branch p) (index p) x.
Proof.
  intros Hp L H. unfold judged in H. destruct asked as (Hy & A & _).
  destruct (surely_right F alpha (branch p) x) eqn:E; [|destruct (surely_wrong _ _ _ _); discriminate].
  destruct (plays_sound F top _ bs places runs_of tries checked) as (_ & _ & _ & Ad & _).
  apply right_sound; auto. apply (branch_known F top _ bs places runs_of tries checked known p Hp).
Qed.
Lemma judged_wrong p x : In p places -> Z.of_nat (List.length x) = outputs_of F -> judged F alpha p x = Some false ->
  ~ right F epshat alpha (branch p) (index p) x.
Proof.
  intros Hp L H. unfold judged in H. destruct asked as (Hy & A & _).
  destruct (surely_right F alpha (branch p) x); [discriminate|].
  destruct (surely_wrong F alpha (branch p) x) eqn:E; [|discriminate].
  destruct (plays_sound F top _ bs places runs_of tries checked) as (_ & _ & _ & Ad & _).
  apply wrong_sound; auto. apply (branch_known F top _ bs places runs_of tries checked known p Hp).
Qed.
End Judged.

Theorem defeat_sound {K : archimedean_field} c : check_defeat c = true -> defeat_holds (K := K) c.
Proof.
  unfold check_defeat. rewrite !andb_true_iff. intros [[[[H1 H2] H3] H4] H5].
  destruct (check_plays _ _ _ _ _ _) as [tries|] eqn:Pl; [|discriminate]. apply andb_true_iff in H5.
  destruct H5 as [H5 H6]. unfold check_bound in H6. rewrite !andb_true_iff in H6. destruct H6 as [[[H9 H6] H7] H8].
  apply String.eqb_eq in H1, H2. rewrite content_text in H1. apply posed_sound in H3. apply eqb_prop in H4.
  apply Qeq_bool_iff in H7. apply Qle_bool_iff in H8. pose proof (branches_known (result_of c)) as Kn.
  unfold defeat_holds. split; [exact H1|]. split; [exact H2|]. split; [exact H3|]. split.
  { rewrite <- String.eqb_eq, H4. destruct (top_level c); split; congruence. }
  split; [apply (plays_sound _ _ _ _ _ _ _ Pl)|].
  split; [apply (plays_possible _ _ _ _ _ _ _ Pl Kn (K := K)), H3|].
  split; [|split; [|split; [exact H7|exact H8]]].
  2: { rewrite forallb_forall in H9. intros p Hp. apply Qle_bool_iff, H9, Hp. }
  intros epshat t os Tol Has.
  assert (Each : forall i o p, nth_error os i = Some o -> nth_error (places_of c) i = Some p ->
    success_between o (right (family_of c) epshat (accuracy c) (branch p) (index p)) (top_level c) t
      (low_end p) (high_end p)).
  { intros i o p E1 E2. destruct (plays_parts _ _ _ _ _ _ _ Pl) as (_ & _ & _ & _ & _ & CA & _).
    destruct (check_all_parts _ _ _ _ _ _ CA) as (_ & L2 & _).
    assert (Hi : (i < List.length (places_of c))%nat) by (apply nth_error_Some; congruence).
    destruct (nth_error tries i) as [T|] eqn:E3; [|apply nth_error_None in E3; lia].
    pose proof (check_ends_sound _ _ _ H5 i p T E2 E3) as Ce. unfold check_end in Ce. apply andb_true_iff in Ce.
    rewrite !Qeq_bool_iff in Ce. destruct Ce as [C1 C2].
    refine (success_between_same _ _ _ _ _ _ _ _ _ C1 C2).
    apply (plays_succeed _ _ _ _ _ _ _ Pl (judged (family_of c) (accuracy c))
      (fun p => right (family_of c) epshat (accuracy c) (branch p) (index p)) t os
      (fun p x Hp => judged_right _ _ _ _ _ _ _ _ _ Pl Kn H3 Tol p x Hp)
      (fun p x Hp => judged_wrong _ _ _ _ _ _ _ _ _ Pl Kn H3 Tol p x Hp) Has i o p T E1 E2 E3). }
  split; [exact Each|]. rewrite existsb_exists in H6. destruct H6 as (p & Hp & E). apply Qeq_bool_iff in E.
  destruct (In_nth_error _ _ Hp) as [i Ei]. destruct Has as (Lo & _).
  assert (Hi : (i < List.length (places_of c))%nat) by (apply nth_error_Some; congruence).
  destruct (nth_error os i) as [o|] eqn:Eo; [|apply nth_error_None in Eo; lia]. exists i, o, p.
  split; [exact Eo|]. split; [exact Ei|]. intros m q Hm Hq. rewrite E. destruct (Each i o p Eo Ei) as [_ Most].
  apply (Most m q Hm Hq).
Qed.

Theorem check_defeat_sound : forall (K : archimedean_field) c, check_defeat c = true -> defeat_holds (K := K) c.
Proof. intros K c. apply defeat_sound. Qed.
