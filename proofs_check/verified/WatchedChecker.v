(** * Certificates of X1: the flag of a run, and how often at most a checker of it is right

    The flag of the solver, a deterministic algorithm, is 1 where its output is within the accuracy, else 0 (Flags.v).
    [watched_holds c]: it is what is stated on two inputs, and differs; a checker with these runs, that has the same
    information, is right about it with at most the stated probability on one of them.  [check_watched_sound]. *)

From Coq Require Import ZArith QArith Lqa Lia PeanoNat List Bool String FMapPositive.
From Barriers Require Import Json Sha256 Numerals NetworkChecker Intervals.
From Barriers Require Import OrderedFields Archimedean Algorithms Flags.
From Barriers Require Import Runs Plans Families Rightness RightChecker Plays Posed DefeatChecker.
Import ListNotations.
Open Scope Q_scope.

Record watched := {
  (** the claim *)
  watched_family : family;
  watched_accuracy : Q;
  watched_bound : Q;
  watched_limit : Q;
  flags : list Z;
  watched_places : list place;
  watched_name : string;
  (** the witness *)
  watched_json : json;
  solver : run;
  checker_runs : list (list run)
}.

Definition as_watched (certificate : json) : option watched :=
  let* claim := field "claim" certificate in
  let* witness := field "witness" certificate in
  let* F := field "family" claim in let* F := as_family F in
  let* alpha := number_at "accuracy" claim in
  let* bound := number_at "bound" claim in
  let* limit := number_at "limit" claim in
  let* flags := ints_at "flags" claim in
  let* places := field "inputs" claim in let* places := as_places places in
  let* name := text_at "runs_sha256" claim in
  let* s := field "solver" witness in let* s := as_run s in
  let* runs := field "checker" witness in let* runs := as_runs runs in
  Some {| watched_family := F; watched_accuracy := alpha; watched_bound := bound; watched_limit := limit;
          flags := flags; watched_places := places; watched_name := name; watched_json := witness; solver := s;
          checker_runs := runs |}.

(** ** What it says *)

(** A checker's output is one number, the flag. *)
Definition says (said : bool) (x : list Q) : Prop := exists q, x = [q] /\ q == if said then 1 else 0.
Definition right_about (o : oracle) (G : list Q -> Prop) (s : algorithm (list Q)) (x : list Q) : Prop :=
  exists said, says said x /\ flag o G s said.
(** The solver's run has no coins, ends with an output, and reads levels below the index of the member. *)
Definition solves (F : family) (places : list place) (r : run) : Prop :=
  coins (steps r) = [] /\ (exists x, action_of r = Stop (Some x) /\ Z.of_nat (List.length x) = outputs_of F) /\
  forall p k l v, In p places -> branch p <> 0%Z -> In (Reading k l v) (steps r) -> (l < index p)%Z.
(** The checker t has these runs, and the solver s has its run, on the same answers about the inputs. *)
Definition watches {K : archimedean_field} (c : watched) (t s : algorithm (list Q)) (os : list oracle) : Prop :=
  has_all (K := K) (watched_family c) t os (watched_places c) (checker_runs c) /\
  forall o, In o os -> has_run o s (solver c).

Definition watched_holds {K : archimedean_field} (c : watched) : Prop :=
  let F := watched_family c in
  let right epshat p := right (K := K) F epshat (watched_accuracy c) (branch p) (index p) in
  let places := watched_places c in
  watched_name c = sha256 (text (watched_json c) ++ newline) /\
  (proposition F = "J" \/ proposition F = "K")%string /\ posed F (watched_accuracy c) /\
  (exists b, In b (tl (branches (proposition F))) /\ played F None [0%Z; b] places (checker_runs c)) /\
  solves F places (solver c) /\
  (exists said, flags c = [Z.b2z said; Z.b2z (negb said)]) /\
  (exists t s os, watches (K := K) c t s os) /\
  (forall epshat t s os, tolerated F epshat -> watches (K := K) c t s os ->
    (forall i o p f, nth_error os i = Some o -> nth_error places i = Some p -> nth_error (flags c) i = Some f ->
      flag o (right epshat p) s (f =? 1)%Z) /\
    (forall i o p, nth_error os i = Some o -> nth_error places i = Some p ->
      success_between o (right_about o (right epshat p) s) None t (low_end p) (high_end p)) /\
    exists i o p, nth_error os i = Some o /\ nth_error places i = Some p /\
      success_at_most o (right_about o (right epshat p) s) None t (watched_bound c)) /\
  (forall p, In p places -> watched_bound c <= high_end p) /\
  watched_limit c == 1 # 2 /\ watched_bound c <= watched_limit c.

(** ** The checker *)

Definition flag_at (F : family) (alpha : Q) (x : list Q) (p : place) : bool :=
  match judged F alpha p x with Some b => b | None => false end.
Definition judged_flag (said : bool) (x : list Q) : option bool :=
  match x with [q] => Some (Qeq_bool q (if said then 1 else 0)) | _ => Some false end.
Definition check_solver (F : family) (alpha : Q) (s : run) (x : list Q) (c : watched) : bool :=
  match coins (steps s), asked s, left_open s with [], None, None => true | _, _, _ => false end &&
  (size x =? outputs_of F)%Z && levels_at_most (index_of (watched_places c) - 1) s &&
  forallb (fun pr => match note_all (evaluations_count F) (evaluation F (branch (fst pr)) (index (fst pr)))
    (s :: snd pr)
    (PositiveMap.empty Q) with Some _ => true | None => false end) (combine (watched_places c) (checker_runs c)).
Definition check_flags (F : family) (alpha : Q) (x : list Q) (places : list place) (claimed : list Z) : bool :=
  match places, claimed with
  | [p; p'], [f; f'] =>
      match judged F alpha p x, judged F alpha p' x with
      | Some b, Some b' => xorb b b' && (f =? Z.b2z b)%Z && (f' =? Z.b2z b')%Z
      | _, _ => false
      end
  | _, _ => false
  end.
Definition check_watched (c : watched) : bool :=
  let F := watched_family c in
  let alpha := watched_accuracy c in
  let places := watched_places c in
  let b := branch (last places {| branch := 0; index := 0; low_end := 0; high_end := 0 |}) in
  String.eqb (watched_name c) (sha256 (content (watched_json c))) &&
  (String.eqb (proposition F) "J" || String.eqb (proposition F) "K") && check_posed F alpha &&
  existsb (Z.eqb b) (tl (branches (proposition F))) &&
  match check_plays F None 1 [0%Z; b] places (checker_runs c), output (solver c) with
  | Some tries, Some x =>
      check_solver F alpha (solver c) x c && check_flags F alpha x places (flags c) &&
      check_ends (fun p => judged_flag (flag_at F alpha x p)) places tries &&
      forallb (fun p => Qle_bool (watched_bound c) (high_end p)) places &&
      existsb (fun p => Qeq_bool (watched_bound c) (high_end p)) places &&
      Qeq_bool (watched_limit c) (1 # 2) && Qle_bool (watched_bound c) (watched_limit c)
  | _, _ => false
  end.

(** ** Soundness *)

Lemma success_between_iff {M} o (G G' : M -> Prop) top t low high : (forall x, G x <-> G' x) ->
  success_between o G top t low high -> success_between o G' top t low high.
Proof.
  intros E [(m & A & B) C]. split.
  - exists m. split; [exact A|]. revert B. apply attains_weaken; [intros x; apply E|apply le_n].
  - intros n p Hn Hp. apply (C n p Hn). revert Hp. apply attains_weaken; [intros x; apply E|apply le_n].
Qed.

(** The flag of an algorithm that has the solver's run. *)
Lemma flag_of_run o G s r x (said : bool) : coins (steps r) = [] -> action_of r = Stop (Some x) -> has_run o s r ->
  (if said then G x else ~ G x) -> flag o G s said.
Proof.
  intros C A R J. destruct (some_level [r]) as [L Low]. specialize (Low r (or_introl eq_refl)).
  destruct (follows_reads o L (action_of r) (steps r) s Low R C) as (t' & Rd & D). rewrite A in D. simpl in D. subst t'.
  destruct said; simpl.
  - exists L. apply (attains_reads o L G s _ _ Rd). constructor 2; [exact J|lra].
  - intros [m At]. apply (reads_attains o L G m s _ _ Rd) in At. apply attains_output_inv in At.
    destruct At as [At|At]; [lra|contradiction].
Qed.
Lemma flag_unique o G (s : algorithm (list Q)) a b : flag o G s a -> flag o G s b -> a = b.
Proof. destruct a, b; simpl; intros; (reflexivity || contradiction). Qed.

Section Sound.
Context {K : archimedean_field}.
Lemma known_pair p b : In b (tl (branches p)) -> Forall (fun b => (0 <= b <= 2)%Z) [0%Z; b].
Proof.
  intros H. constructor; [lia|]. constructor; [|constructor]. pose proof (branches_known p) as Kn.
  rewrite Forall_forall in Kn. apply Kn. destruct (branches p); [contradiction|right; exact H].
Qed.

Theorem watched_sound c : check_watched c = true -> watched_holds (K := K) c.
Proof.
  destruct c as [F alpha bnd lim fl places name js sv runs_of].
  unfold check_watched, watched_holds, check_solver, watches.
  cbn [watched_family watched_accuracy watched_bound watched_limit flags watched_places watched_name watched_json solver
    checker_runs]. cbv zeta.
  set (b := branch (last places {| branch := 0; index := 0; low_end := 0; high_end := 0 |})).
  rewrite !andb_true_iff. intros [[[[H1 H2] H3] H4] H5].
  destruct (check_plays F None 1 [0%Z; b] places runs_of) as [tries|] eqn:Pl; [|discriminate].
  destruct (output sv) as [x|] eqn:Ox; [|discriminate]. rewrite !andb_true_iff in H5.
  destruct H5 as [[[[[[Hs Hf] He] Hb1] Hb2] Hl1] Hl2].
  apply String.eqb_eq in H1. rewrite content_text in H1. apply orb_true_iff in H2. rewrite !String.eqb_eq in H2.
  apply posed_sound in H3. rewrite existsb_exists in H4. destruct H4 as (b' & Hb & Eb). apply Z.eqb_eq in Eb. subst b'.
  pose proof (known_pair _ _ Hb) as Kn.
  destruct Hs as [[[S1 S2] S3] S4].
  destruct (coins (steps sv)) eqn:Cs; [|discriminate]. destruct (asked sv) eqn:As; [discriminate|].
  destruct (left_open sv) eqn:Lo; [discriminate|]. apply Z.eqb_eq in S2. rewrite size_length in S2.
  assert (Act : action_of sv = Stop (Some x)) by (unfold action_of; rewrite As, Lo, Ox; reflexivity).
  pose proof (plays_sound _ _ _ _ _ _ _ Pl) as Played. pose proof (plays_parts _ _ _ _ _ _ _ Pl) as Parts.
  cbn zeta in Parts. destruct Parts as (_ & Ix & Ix1 & _ & Ad & CA & _).
  destruct (check_all_parts _ _ _ _ _ _ CA) as (L1 & L2 & Each).
  apply Qeq_bool_iff in Hl1. apply Qle_bool_iff in Hl2.
  (* what the flags are *)
  unfold check_flags in Hf. destruct places as [|p0 [|p1 [|]]]; try discriminate.
  destruct fl as [|f0 [|f1 [|]]]; try discriminate.
  destruct (judged F alpha p0 x) as [j0|] eqn:J0; [|discriminate].
  destruct (judged F alpha p1 x) as [j1|] eqn:J1; [|discriminate]. rewrite !andb_true_iff, !Z.eqb_eq in Hf.
  destruct Hf as [[X0 F0] F1].
  assert (Jd : forall p, In p [p0; p1] -> judged F alpha p x = Some (flag_at F alpha x p)).
  { intros p [<-|[<-|[]]]; unfold flag_at; [rewrite J0|rewrite J1]; reflexivity. }
  assert (Truth : forall epshat p, tolerated F epshat -> In p [p0; p1] ->
    if flag_at F alpha x p then right (K := K) F epshat alpha (branch p) (index p) x
    else ~ right (K := K) F epshat alpha (branch p) (index p) x).
  { intros epshat p Tol Hp. specialize (Jd p Hp). destruct H3 as (Hy & A0 & _).
    pose proof (branch_known F None 1 _ _ _ tries Pl Kn p Hp) as Bk. unfold judged in Jd.
    destruct (surely_right F alpha (branch p) x) eqn:R.
    - injection Jd as <-. apply right_sound; auto.
    - destruct (surely_wrong F alpha (branch p) x) eqn:W; [|discriminate]. injection Jd as <-.
      apply wrong_sound; auto. }
  split; [exact H1|].
  split; [exact H2|]. split; [exact H3|]. split; [exists b; split; [exact Hb|exact Played]|]. split.
  { split; [exact Cs|]. split; [exists x; split; [exact Act|exact S2]|]. intros p k l v Hp Bp Hr.
    pose proof (level_in _ _ _ _ _ S3 Hr) as Lv.
    specialize (Ix p Hp). unfold check_index in Ix. apply Z.eqb_eq in Ix. apply Z.eqb_neq in Bp. rewrite Bp in Ix.
    lia. }
  split.
  { exists j0. rewrite F0, F1. destruct j0, j1; try discriminate; reflexivity. }
  split.
  { assert (Nf : notes_fit F [p0; p1] runs_of [sv]).
    { intros i p runs E1 E2. rewrite forallb_forall in S4.
      assert (In_c : In (p, runs) (combine [p0; p1] runs_of)).
      { destruct i as [|[|i]]; [| |destruct i; discriminate]; destruct runs_of as [|r0 [|r1 rest]]; try discriminate;
          cbn in E1, E2 |- *; injection E1 as <-; injection E2 as <-; auto. }
      specialize (S4 _ In_c). cbn [fst snd] in S4. cbn [app].
      destruct (note_all _ _ _ _) as [known|]; [exists known; reflexivity|discriminate]. }
    destruct (plays_possible_with F None 1 _ _ _ tries Pl Kn (K := K) [sv] (proj1 H3) Nf) as (t & os & Ha & Hr).
    destruct (add (steps sv) (action_of sv) Unsaid) as [P|] eqn:Pn.
    - exists t, (carried_out P), os. split; [exact Ha|].
      intros o Ho. apply takes_follows; [apply (add_takes _ _ _ _ Pn)|]. intros k l v. apply (Hr o sv k l v Ho).
      left. reflexivity.
    - exfalso. clear - Pn. revert Pn. assert (G : forall a s, add s a Unsaid <> None); [|apply G].
      intros a s. induction s as [|[d|k l v] s IH]; cbn [add]; [destruct a; discriminate| |];
        destruct (add s a Unsaid); try contradiction; destruct_with_eqn d || idtac; discriminate. }
  split; [|split; [|split; [exact Hl1|exact Hl2]]].
  2: { rewrite forallb_forall in Hb1. intros p Hp. apply Qle_bool_iff, Hb1, Hp. }
  intros epshat t s os Tol [Has Hsv].
  assert (Fl : forall i o p, nth_error os i = Some o -> nth_error [p0; p1] i = Some p ->
    flag o (right (K := K) F epshat alpha (branch p) (index p)) s (flag_at F alpha x p)).
  { intros i o p E1 E2. apply (flag_of_run o _ s sv x); [exact Cs|exact Act|apply Hsv, (nth_error_In _ _ E1)|].
    apply (Truth epshat p Tol (nth_error_In _ _ E2)). }
  assert (Ends : forall i o p, nth_error os i = Some o -> nth_error [p0; p1] i = Some p ->
    success_between o (right_about o (right (K := K) F epshat alpha (branch p) (index p)) s) None t (low_end p)
      (high_end p)).
  { intros i o p E1 E2. assert (Hi : (i < List.length [p0; p1])%nat) by (apply nth_error_Some; congruence).
    destruct (nth_error tries i) as [T|] eqn:E3; [|apply nth_error_None in E3; lia].
    pose proof (check_ends_sound _ _ _ He i p T E2 E3) as Ce. unfold check_end in Ce. apply andb_true_iff in Ce.
    rewrite !Qeq_bool_iff in Ce. destruct Ce as [C1 C2].
    apply (success_between_iff o (says (flag_at F alpha x p))).
    { intros y. split.
      - intros Y. exists (flag_at F alpha x p). split; [exact Y|apply (Fl i o p E1 E2)].
      - intros (said & Y & Fs). rewrite (flag_unique _ _ _ _ _ (Fl i o p E1 E2) Fs). exact Y. }
    refine (success_between_same _ _ _ _ _ _ _ _ _ C1 C2).
    apply (plays_succeed F None 1 _ _ _ tries Pl (K := K) (fun p => judged_flag (flag_at F alpha x p))
      (fun p => says (flag_at F alpha x p)) t os) with (i := i); try assumption.
    - intros q y _ _ Jy. unfold judged_flag in Jy. destruct y as [|u [|]]; try discriminate. injection Jy as Jy.
      exists u. split; [reflexivity|apply Qeq_bool_iff, Jy].
    - intros q y _ _ Jy (u & -> & Eu). unfold judged_flag in Jy. injection Jy as Jy.
      apply Qeq_bool_iff in Eu. congruence. }
  split.
  { intros i o p f E1 E2 E3. pose proof (Fl i o p E1 E2) as Fp.
    assert (Ff : (f =? 1)%Z = flag_at F alpha x p); [|rewrite Ff; exact Fp].
    destruct i as [|[|i]]; [| |destruct i; discriminate]; cbn in E2, E3; injection E2 as <-; injection E3 as <-;
      unfold flag_at; [rewrite J0, F0; destruct j0|rewrite J1, F1; destruct j1]; reflexivity. }
  split; [exact Ends|]. rewrite existsb_exists in Hb2. destruct Hb2 as (p & Hp & E). apply Qeq_bool_iff in E.
  destruct (In_nth_error _ _ Hp) as [i Ei]. destruct Has as (Los & _).
  assert (Hi : (i < List.length [p0; p1])%nat) by (apply nth_error_Some; congruence).
  destruct (nth_error os i) as [o|] eqn:Eo; [|apply nth_error_None in Eo; lia]. exists i, o, p.
  split; [exact Eo|]. split; [exact Ei|]. intros m q Hm Hq. rewrite E. destruct (Ends i o p Eo Ei) as [_ Most].
  apply (Most m q Hm Hq).
Qed.
End Sound.

Theorem check_watched_sound : forall (K : archimedean_field) c, check_watched c = true -> watched_holds (K := K) c.
Proof. intros K c. apply watched_sound. Qed.
