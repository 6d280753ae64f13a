(** * Certificates of X2: outputs with a flag, and how often at least it is false

    An output is x and, as its last entry, a number; the flag is raised if that is 1, and false if x is not within the
    accuracy (Flags.v).  [alarm_holds c]: an algorithm with these runs raises a false flag with a probability between
    the stated ends on each input, and with no less than the bound, half of what raises the flag on the limit, on one.

    Idea.  A run that raises the flag on the limit does so on two inputs on which no x is right ([not_both]): of these
    runs some are false on the one, the others on the other, and the weights add up ([share]). *)

From Coq Require Import ZArith QArith Lqa Lia PeanoNat List Bool String.
From Barriers Require Import Json Sha256 Numerals NetworkChecker Intervals.
From Barriers Require Import OrderedFields Archimedean Algorithms Flags.
From Barriers Require Import Runs Plans Families Rightness RightChecker Plays Posed DefeatChecker SolutionsApart.
Import ListNotations.
Open Scope Q_scope.

Record alarm := {
  (** the claim *)
  alarm_family : family;
  alarm_accuracy : Q;
  alarm_bound : Q;
  alarm_raised : list Q;
  alarm_places : list place;
  alarm_name : string;
  (** the witness *)
  alarm_json : json;
  alarm_runs : list (list run)
}.

Definition as_alarm (certificate : json) : option alarm :=
  let* claim := field "claim" certificate in
  let* witness := field "witness" certificate in
  let* F := field "family" claim in let* F := as_family F in
  let* alpha := number_at "accuracy" claim in
  let* bound := number_at "bound" claim in
  let* raised := numbers_at "raised" claim in
  let* places := field "inputs" claim in let* places := as_places places in
  let* name := text_at "runs_sha256" claim in
  let* runs := as_runs witness in
  Some {| alarm_family := F; alarm_accuracy := alpha; alarm_bound := bound; alarm_raised := raised;
          alarm_places := places; alarm_name := name; alarm_json := witness; alarm_runs := runs |}.

(** ** What it says *)

(** x and the flag. *)
Definition answer_of (v : list Q) : list Q * bool := (removelast v, Qeq_bool (last v 0) 1).

Definition alarm_holds {K : archimedean_field} (c : alarm) : Prop :=
  let F := alarm_family c in
  let false epshat p v := false_flag (right (K := K) F epshat (alarm_accuracy c) (branch p) (index p)) (answer_of v) in
  let places := alarm_places c in
  alarm_name c = sha256 (text (alarm_json c) ++ newline) /\
  (proposition F = "J" \/ proposition F = "K")%string /\ posed F (alarm_accuracy c) /\
  played F None (branches (proposition F)) places (alarm_runs c) /\
  (exists t os, has_all (K := K) F t os places (alarm_runs c)) /\
  exists low high, alarm_raised c = [low; high] /\ alarm_bound c == low * (1 # 2) /\
  forall epshat t os, tolerated F epshat -> has_all (K := K) F t os places (alarm_runs c) ->
    (forall i o p, nth_error os i = Some o -> nth_error places i = Some p ->
      success_between o (false epshat p) None t (low_end p) (high_end p)) /\
    (forall o, nth_error os 0 = Some o -> success_between o (fun v => raised (answer_of v)) None t low high) /\
    forall most, (forall i o p, nth_error os i = Some o -> nth_error places i = Some p ->
      probability_at_most o (false epshat p) most t) -> alarm_bound c <= most.

(** ** The checker *)

Definition judged_raised (v : list Q) : option bool := Some (Qeq_bool (last v 0) 1).
Definition judged_false (F : family) (alpha : Q) (p : place) (v : list Q) : option bool :=
  if Qeq_bool (last v 0) 1 then
    match judged F alpha p (removelast v) with Some b => Some (negb b) | None => None end
  else Some false.
Definition check_alarm (c : alarm) : bool :=
  let F := alarm_family c in
  String.eqb (alarm_name c) (sha256 (content (alarm_json c))) &&
  (String.eqb (proposition F) "J" || String.eqb (proposition F) "K") && check_posed F (alarm_accuracy c) &&
  match check_plays F None (outputs_of F + 1) (branches (proposition F)) (alarm_places c)
    (alarm_runs c), alarm_raised c with
  | Some (T :: tries), [low; high] =>
      check_ends (judged_false F (alarm_accuracy c)) (alarm_places c) (T :: tries) &&
      Qeq_bool low (weight_of (is_true_of (success judged_raised) true) T) &&
      Qeq_bool high (1 - weight_of (is_true_of (success judged_raised) false) T) &&
      Qeq_bool (alarm_bound c) (low * (1 # 2))
  | _, _ => false
  end.

(** ** Weights *)

Lemma mass_zero f T : (forall p r, at_path T p = Some r -> f r = false) -> mass f T == 0.
Proof.
  induction T as [|r|x IHx y IHy]; intros H; cbn [mass]; [reflexivity|rewrite (H [] r eq_refl); reflexivity|].
  rewrite IHx, IHy; [lra| |]; intros p r A; [apply (H (false :: p) r A)|apply (H (true :: p) r A)].
Qed.
Lemma mass_nonneg f T : 0 <= mass f T.
Proof. induction T as [|r|x IHx y IHy]; cbn [mass]; [lra|destruct (f r); lra|lra]. Qed.
(** What recurs weighs the same. *)
Lemma mass_recurs f T : forall T', (forall p r, at_path T p = Some r -> f r = true -> at_path T' p = Some r) ->
  mass f T <= mass f T'.
Proof.
  induction T as [|r|x IHx y IHy]; intros T' H; [apply mass_nonneg| |].
  - destruct (f r) eqn:E; cbn [mass]; rewrite E; [|apply mass_nonneg]. specialize (H [] r eq_refl E).
    destruct T' as [|r'|]; try discriminate. injection H as ->. cbn [mass]. rewrite E. lra.
  - destruct T' as [|r'|x' y'].
    + rewrite mass_zero; [cbn [mass]; lra|]. intros p r A. destruct (f r) eqn:E; [|reflexivity].
      specialize (H p r A E). rewrite empty_path in H. discriminate.
    + rewrite mass_zero; [apply mass_nonneg|]. intros p r A. destruct (f r) eqn:E; [|reflexivity].
      specialize (H p r A E). destruct p; discriminate.
    + cbn [mass]. assert (mass f x <= mass f x') by (apply IHx; intros p r A; apply (H (true :: p) r A)).
      assert (mass f y <= mass f y') by (apply IHy; intros p r A; apply (H (false :: p) r A)). lra.
Qed.
Lemma mass_sum f g h T : (forall p r, at_path T p = Some r -> h r = orb (f r) (g r) /\ andb (f r) (g r) = false) ->
  mass h T == mass f T + mass g T.
Proof.
  induction T as [|r|x IHx y IHy]; intros H; cbn [mass]; [lra| |].
  - destruct (H [] r eq_refl) as [-> D]. destruct (f r), (g r); try discriminate; simpl; lra.
  - rewrite IHx, IHy; [lra| |]; intros p r A; [apply (H (false :: p) r A)|apply (H (true :: p) r A)].
Qed.

Lemma same_q_refl u : same_q u u = true. Proof. apply same_q_iff. reflexivity. Qed.
Lemma same_run_refl r : same_run r r = true.
Proof.
  unfold same_run. rewrite !andb_true_iff. repeat split.
  - induction (steps r) as [|[c|k l v] s IH]; cbn [same_steps]; [reflexivity|rewrite eqb_reflx; exact IH|].
    rewrite !Z.eqb_refl, same_q_refl. exact IH.
  - destruct (asked r) as [[|k l]|]; cbn [same_question]; rewrite ?Z.eqb_refl; reflexivity.
  - destruct (left_open r) as [[]|]; reflexivity.
  - destruct (output r) as [x|]; [|reflexivity]. cbn [same_output]. induction x as [|q x IH]; cbn [same_list];
      [reflexivity|rewrite same_q_refl; exact IH].
Qed.

(** Of finitely many runs, each is of the one kind or of the other, though perhaps nobody can tell which. *)
Lemma sorted_out (A B : run -> Prop) l : (forall r, In r l -> ~ (~ A r /\ ~ B r)) ->
  ~ ~ exists f : run -> bool, forall r, In r l -> if f r then A r else B r.
Proof.
  induction l as [|r l IH]; intros H N; [apply N; exists (fun _ => true); contradiction|].
  apply IH; [intros q Q; apply H; right; exact Q|]. intros [f Hf].
  assert (Put : forall b : bool, (if b then A r else B r) -> False).
  { intros b Hb. apply N. exists (fun q => if same_run q r then b else f q). intros q [<-|Q].
    - rewrite same_run_refl. exact Hb.
    - destruct (same_run q r) eqn:E; [|apply Hf, Q]. apply same_run_eq in E. rewrite E. exact Hb. }
  apply (H r (or_introl eq_refl)). split; intros X; [apply (Put true X)|apply (Put false X)].
Qed.

(** ** Soundness *)

Definition raises (r : run) : bool := match output r with Some v => Qeq_bool (last v 0) 1 | None => false end.

Section Share.
Variables (F : family) (outputs : Z) (bs : list Z) (places : list place) (runs_of : list (list run))
  (tries : list trie).
Hypothesis checked : check_plays F None outputs bs places runs_of = Some tries.
Variables (K : archimedean_field) (t : algorithm (list Q)) (os : list oracle) (G : place -> list Q -> Prop).
Hypothesis all : has_all (K := K) F t os places runs_of.

(** The runs of the first input that a test passes have their weight on the i-th, too. *)
Lemma weight_recurs i o p T0 (f : run -> bool) : nth_error os i = Some o -> nth_error places i = Some p ->
  nth_error tries 0 = Some T0 ->
  (forall r v, In r (hd [] runs_of) -> output r = Some v -> raises r = true -> f r = true -> G p v) ->
  exists m, attains o (G p) m t (mass (fun r => raises r && f r && recurs T0 r) T0).
Proof.
  intros Eo Ep E0 Good. destruct (plays_parts _ _ _ _ _ _ _ checked) as (_ & _ & _ & _ & _ & CA & Rc & _).
  destruct (check_all_parts _ _ _ _ _ _ CA) as (L1 & L2 & Each).
  assert (Hi : (i < List.length places)%nat) by (apply nth_error_Some; congruence).
  destruct (nth_error tries i) as [T|] eqn:ET; [|apply nth_error_None in ET; lia].
  destruct (nth_error runs_of i) as [runs|] eqn:ER; [|apply nth_error_None in ER; lia].
  destruct (nth_error places 0) as [p0|] eqn:Ep0; [|apply nth_error_None in Ep0; lia].
  destruct (nth_error runs_of 0) as [first|] eqn:ER0; [|apply nth_error_None in ER0; lia].
  assert (First : hd [] runs_of = first) by (destruct runs_of; [discriminate|injection ER0 as ->; reflexivity]).
  pose proof (Each i p runs T Ep ER ET) as Ci. pose proof (Each O p0 first T0 Ep0 ER0 E0) as C0.
  destruct (check_runs_parts _ _ _ _ _ _ _ Ci) as (Gi & _ & Fits).
  destruct (check_runs_parts _ _ _ _ _ _ _ C0) as (G0 & _ & _).
  destruct (grown_spec _ _ Gi) as (_ & Hasi & Leaves). destruct (grown_spec _ _ G0) as (_ & _ & Leaves0).
  destruct all as (_ & _ & H). destruct (H i o p runs Eo Ep ER) as [_ Hr].
  destruct (stands_checked F (branch p) (index p) None outputs runs T Ci I o t Hr) as (L & _ & St).
  assert (In0 : forall r, recurs T0 r = true -> In r first).
  { intros r R. unfold recurs in R. destruct (at_path T0 _) as [q|] eqn:A; [|discriminate].
    apply same_run_eq in R. subst q. apply (Leaves0 _ _ A). }
  exists L. set (g := fun r => raises r && f r && recurs T0 r). apply (attains_less o (G p) L t (mass g T)).
  - apply success_below; [|exact St]. intros path r A Hg. unfold g in Hg. rewrite !andb_true_iff in Hg.
    destruct Hg as [[Hg1 Hg2] Hg3]. destruct (Leaves path r A) as [In_r _]. destruct (Fits r In_r) as [Of _].
    pose proof Hg1 as Rs. unfold raises in Rs. destruct (output r) as [v|] eqn:Ov; [|discriminate].
    unfold output_fits in Of. rewrite Ov in Of. exists v. split.
    + unfold action_of. destruct (asked r); [discriminate|]. destruct (left_open r); [discriminate|]. rewrite Ov.
      reflexivity.
    + apply (Good r v); auto. rewrite First. apply In0, Hg3.
  - apply mass_recurs. intros path r A Hg. unfold g in Hg. rewrite !andb_true_iff in Hg. destruct Hg as [[Hg1 _] _].
    destruct (Leaves0 path r A) as [In_r ->]. destruct i as [|i].
    + assert (ETT : T = T0) by congruence. subst T. exact A.
    + assert (Ho : has_output r = true).
      { unfold has_output, raises in *. destruct (output r); [reflexivity|discriminate]. }
      assert (HT : In T (tl tries)).
      { clear - ET. destruct tries as [|T1 ts]; [discriminate|]. exact (nth_error_In ts i ET). }
      rewrite <- First in In_r. pose proof (Rc r T In_r Ho HT) as R. unfold recurs in R.
      destruct (at_path T _) as [q|]; [|discriminate]. apply same_run_eq in R. subst q. reflexivity.
Qed.

(** So outputs none of which is of one kind on two inputs share the weight of those that raise the flag. *)
Lemma share i j o o' p q T0 most : nth_error os i = Some o -> nth_error places i = Some p ->
  nth_error os j = Some o' -> nth_error places j = Some q -> nth_error tries 0 = Some T0 ->
  (forall r v, In r (hd [] runs_of) -> output r = Some v -> raises r = true -> ~ (~ G p v /\ ~ G q v)) ->
  probability_at_most o (G p) most t -> probability_at_most o' (G q) most t ->
  mass raises T0 * (1 # 2) <= most.
Proof.
  intros E1 E2 E3 E4 E0 Either M1 M2. apply Qnot_lt_le. intros L.
  apply (sorted_out (fun r => forall v, output r = Some v -> raises r = true -> G p v)
    (fun r => forall v, output r = Some v -> raises r = true -> G q v) (hd [] runs_of)).
  { intros r Hr [N1 N2]. apply N1. intros v Ov Rs. exfalso. apply N2. intros w Ow _. exfalso.
    assert (w = v) by congruence. subst w. apply (Either r v Hr Ov Rs). split; intros X.
    - apply N1. intros w Ow' _. assert (w = v) by congruence. subst w. exact X.
    - apply N2. intros w Ow' _. assert (w = v) by congruence. subst w. exact X. }
  intros [f Hf].
  destruct (weight_recurs i o p T0 f E1 E2 E0) as [m A].
  { intros r v Hr Ov Rs Fr. specialize (Hf r Hr). rewrite Fr in Hf. apply (Hf v Ov Rs). }
  destruct (weight_recurs j o' q T0 (fun r => negb (f r)) E3 E4 E0) as [m' B].
  { intros r v Hr Ov Rs Fr. specialize (Hf r Hr). apply negb_true_iff in Fr. rewrite Fr in Hf. apply (Hf v Ov Rs). }
  apply M1 in A. apply M2 in B.
  assert (S : mass raises T0 == mass (fun r => raises r && f r && recurs T0 r) T0 +
    mass (fun r => raises r && negb (f r) && recurs T0 r) T0); [|lra].
  apply mass_sum. intros path r Ap. assert (R : recurs T0 r = true).
  { destruct (plays_parts _ _ _ _ _ _ _ checked) as (_ & _ & _ & _ & _ & CA & _).
    destruct (check_all_parts _ _ _ _ _ _ CA) as (L1 & L2 & Each).
    assert (Hi : (0 < List.length tries)%nat) by (apply nth_error_Some; congruence).
    destruct (nth_error places 0) as [p0|] eqn:Ep0; [|apply nth_error_None in Ep0; lia].
    destruct (nth_error runs_of 0) as [first|] eqn:ER0; [|apply nth_error_None in ER0; lia].
    destruct (check_runs_parts _ _ _ _ _ _ _ (Each O p0 first T0 Ep0 ER0 E0)) as (G0 & _ & _).
    destruct (grown_spec _ _ G0) as (_ & _ & Leaves0). destruct (Leaves0 path r Ap) as [_ ->].
    unfold recurs. rewrite Ap. apply same_run_refl. }
  rewrite R. destruct (raises r), (f r); auto.
Qed.
End Share.

Lemma mass_same f g T : (forall p r, at_path T p = Some r -> f r = g r) -> mass f T == mass g T.
Proof.
  induction T as [|r|x IHx y IHy]; intros H; cbn [mass]; [reflexivity|rewrite (H [] r eq_refl); reflexivity|].
  rewrite IHx, IHy; [reflexivity| |]; intros p r A; [apply (H (false :: p) r A)|apply (H (true :: p) r A)].
Qed.
Lemma removelast_length {A} (l : list A) : List.length (removelast l) = pred (List.length l).
Proof.
  induction l as [|a l IH]; [reflexivity|]. destruct l as [|b l]; [reflexivity|].
  change (removelast (a :: b :: l)) with (a :: removelast (b :: l)). cbn [List.length] in *. rewrite IH. reflexivity.
Qed.

Section Sound.
Context {K : archimedean_field}.

(** The two inputs on which no x is right. *)
Lemma two_apart F places : (proposition F = "J" \/ proposition F = "K")%string ->
  map branch places = branches (proposition F) ->
  exists i j p q, nth_error places i = Some p /\ nth_error places j = Some q /\
    branch p = fst (apart_branches F) /\ branch q = snd (apart_branches F).
Proof.
  intros Pr B. destruct F as [a widths r e c|kind top lambda eta m columns q weak|s top y1 m columns];
    cbn [proposition apart_branches fst snd] in *.
  - destruct places as [|p0 [|p1 [|]]]; try discriminate. injection B as B0 B1. exists 0%nat, 1%nat, p0, p1. auto.
  - destruct weak; [destruct Pr; discriminate|]. destruct places as [|p0 [|p1 [|p2 [|]]]]; try discriminate.
    injection B as B0 B1 B2. exists 1%nat, 2%nat, p1, p2. auto.
  - destruct places as [|p0 [|p1 [|p2 [|]]]]; try discriminate. injection B as B0 B1 B2. exists 1%nat, 2%nat, p1, p2.
    auto.
Qed.

Theorem alarm_sound c : check_alarm c = true -> alarm_holds (K := K) c.
Proof.
  destruct c as [F alpha bnd rs places name js runs_of]. unfold check_alarm, alarm_holds.
  cbn [alarm_family alarm_accuracy alarm_bound alarm_raised alarm_places alarm_name alarm_json alarm_runs]. cbv zeta.
  rewrite !andb_true_iff. intros [[[H1 H2] H3] H4].
  destruct (check_plays _ _ _ _ _ _) as [[|T tries]|] eqn:Pl; try discriminate.
  destruct rs as [|low [|high [|]]]; try discriminate. rewrite !andb_true_iff, !Qeq_bool_iff in H4.
  destruct H4 as [[[He Hl] Hh] Hb]. apply String.eqb_eq in H1. rewrite content_text in H1.
  apply orb_true_iff in H2. rewrite !String.eqb_eq in H2. apply posed_sound in H3.
  pose proof (branches_known (proposition F)) as Kn.
  destruct (plays_parts _ _ _ _ _ _ _ Pl) as (Br & _ & _ & _ & Ad & CA & _).
  destruct (check_all_parts _ _ _ _ _ _ CA) as (L1 & L2 & Each).
  split; [exact H1|]. split; [exact H2|]. split; [exact H3|]. split; [apply (plays_sound _ _ _ _ _ _ _ Pl)|].
  split; [apply (plays_possible _ _ _ _ _ _ _ Pl Kn (K := K)), H3|]. exists low, high. split; [reflexivity|].
  split; [exact Hb|]. intros epshat t os Tol Has.
  set (G := fun p v => false_flag (right (K := K) F epshat alpha (branch p) (index p)) (answer_of v)).
  assert (Len : forall v : list Q, Z.of_nat (List.length v) = (outputs_of F + 1)%Z ->
    Z.of_nat (List.length (removelast v)) = outputs_of F).
  { intros v Hv. rewrite removelast_length. assert (0 <= outputs_of F)%Z; [|lia].
    destruct F; cbn [outputs_of] in *; destruct H3 as (Hy & _); cbn [hypotheses] in Hy; lia. }
  split; [|split].
  - intros i o p E1 E2. assert (Hi : (i < List.length places)%nat) by (apply nth_error_Some; congruence).
    destruct (nth_error (T :: tries) i) as [T'|] eqn:E3; [|apply nth_error_None in E3; lia].
    pose proof (check_ends_sound _ _ _ He i p T' E2 E3) as Ce. unfold check_end in Ce. apply andb_true_iff in Ce.
    rewrite !Qeq_bool_iff in Ce. destruct Ce as [C1 C2].
    refine (success_between_same _ _ _ _ _ _ _ _ _ C1 C2).
    apply (plays_succeed F None _ _ _ _ (T :: tries) Pl (K := K) (judged_false F alpha) G t os) with (i := i);
      try assumption.
    + intros q v Hq Lv Jv. unfold judged_false in Jv. destruct (Qeq_bool (last v 0) 1) eqn:Rs; [|discriminate].
      destruct (judged F alpha q (removelast v)) as [[|]|] eqn:J; try discriminate.
      split; [exact Rs|]. apply (judged_wrong F None _ _ _ _ _ alpha epshat Pl Kn H3 Tol q _ Hq (Len v Lv) J).
    + intros q v Hq Lv Jv [Rs' Wr]. unfold judged_false in Jv. unfold raised, answer_of in Rs'. cbn [snd] in Rs'.
      rewrite Rs' in Jv. destruct (judged F alpha q (removelast v)) as [[|]|] eqn:J; try discriminate.
      apply Wr. apply (judged_right F None _ _ _ _ _ alpha epshat Pl Kn H3 Tol q _ Hq (Len v Lv) J).
  - intros o E1. assert (Hi : (0 < List.length places)%nat).
    { destruct Has as (Lo & _). rewrite <- Lo. apply nth_error_Some. congruence. }
    destruct (nth_error places 0) as [p|] eqn:E2; [|apply nth_error_None in E2; lia].
    refine (success_between_same _ _ _ _ _ _ _ _ _ Hl Hh).
    apply (plays_succeed F None _ _ _ _ (T :: tries) Pl (K := K) (fun _ => judged_raised)
      (fun _ v => raised (answer_of v)) t os) with (i := 0%nat) (p := p); try assumption; [| |reflexivity].
    + intros q v _ _ Jv. unfold judged_raised in Jv. injection Jv as Jv. exact Jv.
    + intros q v _ _ Jv Rs. unfold judged_raised in Jv. injection Jv as Jv. unfold raised, answer_of in Rs.
      cbn [snd] in Rs. congruence.
  - intros most Most. destruct (two_apart F places H2 Br) as (i & j & p & q & E1 & E2 & B1 & B2).
    pose proof (nth_error_In _ _ E1) as Hp. pose proof (nth_error_In _ _ E2) as Hq.
    destruct Has as (Lo & LL & Hall). assert (Hi : (i < List.length places)%nat) by (apply nth_error_Some; congruence).
    assert (Hj : (j < List.length places)%nat) by (apply nth_error_Some; congruence).
    destruct (nth_error os i) as [o|] eqn:O1; [|apply nth_error_None in O1; lia].
    destruct (nth_error os j) as [o'|] eqn:O2; [|apply nth_error_None in O2; lia].
    rewrite Hb, Hl, <- weight_of_mass.
    rewrite (mass_same _ raises); [|].
    + apply (share F _ _ _ _ (T :: tries) Pl K t os G (conj Lo (conj LL Hall)) i j o o' p q T most O1 E1 O2 E2 eq_refl);
        [|apply (Most i o p O1 E1)|apply (Most j o' q O2 E2)].
      intros r v _ Ov Rs [N1 N2]. unfold raises in Rs. rewrite Ov in Rs.
      apply N1. split; [exact Rs|]. intros R1. apply N2. split; [exact Rs|]. intros R2.
      pose proof (Ad p Hp) as A1. pose proof (Ad q Hq) as A2. cbn [fst answer_of] in R1, R2.
      rewrite B1 in A1, R1. rewrite B2 in A2, R2. exact (not_both F epshat alpha _ _ _ H3 Tol A1 A2 R1 R2).
    + intros path r _. unfold is_true_of, success, judged_raised, raises. destruct (output r) as [v|];
        [destruct (Qeq_bool (last v 0) 1); reflexivity|destruct (left_open r); reflexivity].
Qed.
End Sound.

Theorem check_alarm_sound : forall (K : archimedean_field) c, check_alarm c = true -> alarm_holds (K := K) c.
Proof. intros K c. apply alarm_sound. Qed.
