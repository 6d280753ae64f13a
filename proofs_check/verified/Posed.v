(** * What defeats and flags have in common: the family, the accuracy, the inputs and the runs on them

    [check_plays] is DF.2, DF.3, DF.4 and DF.8; [plays_sound]: then some algorithm has all these runs, on answers about
    the inputs, and what [played] says of the runs holds. *)

From Coq Require Import ZArith QArith Qabs Lia PeanoNat List Bool String FMapPositive.
From Barriers Require Import Json Numerals NetworkChecker Intervals Settings.
From Barriers Require Import OrderedFields Archimedean Algorithms GeneralFields.
From Barriers Require Import Runs Plans Families Rightness RightChecker Plays.
Import ListNotations.
Open Scope Q_scope.

(** ** Reading *)

Definition as_cost (s : string) : option cost_name :=
  if String.eqb s "sup" then Some SupCost else if String.eqb s "wrong-count" then Some WrongCount
  else if String.eqb s "sum-absolute" then Some SumAbsolute else if String.eqb s "sum-square" then Some SumSquare
  else if String.eqb s "mean-absolute" then Some MeanAbsolute else if String.eqb s "mean-square" then Some MeanSquare
  else if String.eqb s "mean-fourth-power" then Some MeanFourthPower else None.
Definition as_kind (s : string) : option inverse_kind :=
  if String.eqb s "C:P1" then Some KindP1 else if String.eqb s "C:P2" then Some KindP2
  else if String.eqb s "C:P3" then Some KindP3 else None.
Definition as_length (s : string) : option length_kind :=
  if String.eqb s "1" then Some LengthOne else if String.eqb s "2" then Some LengthTwo
  else if String.eqb s "inf" then Some LengthInf else None.
Definition truth_at (name : string) (v : json) : option bool :=
  match field name v with Some (Truth b) => Some b | _ => None end.
Definition rows_or_null (name : string) (v : json) : option (option (list (list Q))) :=
  match field name v with
  | Some Null => Some None
  | Some (List l) => let* l := every as_numbers l in Some (Some l)
  | _ => None
  end.

Definition as_family (v : json) : option family :=
  let* name := text_at "name" v in
  if String.eqb name "B" then
    if has_keys ["a"; "cost"; "eps"; "name"; "r"; "widths"]%string v then
      let* a := number_at "a" v in let* widths := ints_at "widths" v in let* r := int_at "r" v in
      let* e := number_at "eps" v in let* c := text_at "cost" v in let* c := as_cost c in Some (Trained a widths r e c)
    else None
  else if String.eqb name "D" then
    if has_keys ["alpha"; "columns"; "m"; "name"; "norm"; "y1"]%string v then
      let* s := text_at "norm" v in let* s := as_length s in
      let* alpha := number_at "alpha" v in let* y1 := number_at "y1" v in
      let* m := int_at "m" v in let* columns := int_at "columns" v in Some (Linear s alpha y1 m columns)
    else None
  else
    if has_keys ["alpha"; "columns"; "eta"; "lambda"; "m"; "name"; "q"; "weak"]%string v then
      let* kind := as_kind name in
      let* alpha := number_at "alpha" v in let* lambda := number_at "lambda" v in let* eta := number_at "eta" v in
      let* m := int_at "m" v in let* columns := int_at "columns" v in
      let* q := rows_or_null "q" v in let* weak := truth_at "weak" v in
      Some (Inverse kind alpha lambda eta m columns q weak)
    else None.

(** An input of the claim: its branch and index, and the ends of what is said of a probability there. *)
Record place := { branch : Z; index : Z; low_end : Q; high_end : Q }.
Definition as_place (v : json) : option place :=
  if has_keys ["branch"; "high"; "low"; "n"]%string v then
    let* b := int_at "branch" v in let* n := int_at "n" v in
    let* low := number_at "low" v in let* high := number_at "high" v in
    Some {| branch := b; index := n; low_end := low; high_end := high |}
  else None.
Definition as_places (v : json) : option (list place) := let* l := as_list v in every as_place l.

(** ** DF.1 *)

Definition proposition (F : family) : string :=
  match F with
  | Trained _ _ _ _ _ => "J"
  | Inverse _ _ _ _ _ _ _ weak => if weak then "W" else "K"
  | Linear _ _ _ _ _ => "K"
  end.
(** The branches of the inputs that are played. *)
Definition branches (p : string) : list Z :=
  if String.eqb p "J" then [0; 1]%Z else if String.eqb p "K" then [0; 1; 2]%Z else [1; 2]%Z.

Definition posed (F : family) (alpha : Q) : Prop :=
  hypotheses F /\ 0 <= alpha /\ powered (norm_of F) ((2 # 1) * alpha) < apart_by F.
Definition check_posed (F : family) (alpha : Q) : bool :=
  check_hypotheses F && Qle_bool 0 alpha && qlt (powered (norm_of F) ((2 # 1) * alpha)) (apart_by F).

(** ** DF.2, DF.3, DF.4, DF.8 *)

Definition has_output (r : run) : bool := match output r with Some _ => true | None => false end.
Definition level_of (s : step) : Z := match s with Reading _ l _ => l | Toss _ => 0%Z end.
Definition levels_at_most (l : Z) (r : run) : bool := forallb (fun s => (level_of s <=? l)%Z) (steps r).

(** All indices are n but that of the limit, which is 0. *)
Definition check_index (n : Z) (p : place) : bool :=
  (index p =? (if (branch p =? 0)%Z then 0 else n))%Z.
Definition index_of (places : list place) : Z := index (last places {| branch := 0; index := 0; low_end := 0;
  high_end := 0 |}).

Definition same_budget (x y : option budget) : bool :=
  match x, y with
  | None, None | Some Reads, Some Reads | Some Level, Some Level | Some Bits, Some Bits | Some Seconds, Some Seconds
  | Some Memory, Some Memory => true
  | _, _ => false
  end.
Definition same_question (x y : option question) : bool :=
  match x, y with
  | None, None | Some AskCoin, Some AskCoin => true
  | Some (Ask k l), Some (Ask k' l') => (k =? k')%Z && (l =? l')%Z
  | _, _ => false
  end.
Fixpoint same_steps (s t : list step) : bool :=
  match s, t with
  | [], [] => true
  | Toss c :: s, Toss d :: t => if Bool.eqb c d then same_steps s t else false
  | Reading k l v :: s, Reading k' l' v' :: t =>
      if (k =? k')%Z && (l =? l')%Z && same_q v v' then same_steps s t else false
  | _, _ => false
  end.
Definition same_run (r q : run) : bool :=
  same_steps (steps r) (steps q) && same_question (asked r) (asked q) && same_budget (left_open r) (left_open q) &&
  same_output (output r) (output q).
(** The run is one of those of the tree: it stands where its coins lead. *)
Definition recurs (T : trie) (r : run) : bool :=
  match at_path T (coins (steps r)) with Some q => same_run r q | None => false end.

Fixpoint check_all (F : family) (top : option Z) (outputs : Z) (places : list place) (runs_of : list (list run))
    : option (list trie) :=
  match places, runs_of with
  | [], [] => Some []
  | p :: places, runs :: runs_of =>
      let* T := check_runs F (branch p) (index p) top outputs runs in
      let* rest := check_all F top outputs places runs_of in Some (T :: rest)
  | _, _ => None
  end.

Definition check_plays (F : family) (top : option Z) (outputs : Z) (bs : list Z) (places : list place)
    (runs_of : list (list run)) : option (list trie) :=
  let n := index_of places in
  if all2 Z.eqb (map branch places) bs && forallb (check_index n) places && (1 <=? n)%Z && (n <=? max_level)%Z &&
    match top with
    | Some l => (0 <=? l)%Z && (l <? n)%Z && forallb (forallb (levels_at_most l)) runs_of
    | None => forallb (fun r => if has_output r then levels_at_most (n - 1) r else true) (hd [] runs_of)
    end &&
    forallb (fun p => check_entries F (branch p) (index p)) places
  then
    let* tries := check_all F top outputs places runs_of in
    if forallb (fun r => if has_output r then forallb (fun T => recurs T r) (tl tries) else true) (hd [] runs_of) &&
      match planned (List.concat runs_of) Unsaid with Some _ => true | None => false end
    then Some tries else None
  else None.

(** ** What it says *)

(** The inputs are those of the branches, with one index n, and n is larger than every level that a run with an output
    read on the first; such a run is a run on the others.  top is the highest level that may be read, if there is
      one. *)
Definition played (F : family) (top : option Z) (bs : list Z) (places : list place) (runs_of : list (list run))
  : Prop :=
  List.length places = List.length runs_of /\ map branch places = bs /\
  (exists n, (1 <= n)%Z /\ (forall p, In p places -> index p = if (branch p =? 0)%Z then 0%Z else n) /\
    match top with
    | Some l => (0 <= l < n)%Z /\
        forall runs r k j v, In runs runs_of -> In r runs -> In (Reading k j v) (steps r) -> (j <= l)%Z
    | None => forall r k j v, In r (hd [] runs_of) -> output r <> None -> In (Reading k j v) (steps r) -> (j < n)%Z
    end) /\
  (forall p, In p places -> admits F (branch p) (index p)) /\
  (forall runs, In runs runs_of -> all_coins runs) /\
  (forall r runs, In r (hd [] runs_of) -> output r <> None -> In runs (tl runs_of) -> In r runs).

(** The algorithm t has these runs where the oracles answer about the inputs. *)
Definition has_all {K : archimedean_field} (F : family) (t : algorithm (list Q)) (os : list oracle)
    (places : list place) (runs_of : list (list run)) : Prop :=
  List.length os = List.length places /\ List.length places = List.length runs_of /\
  forall i o p runs, nth_error os i = Some o -> nth_error places i = Some p -> nth_error runs_of i = Some runs ->
    answers_about (evaluations (K := K) F (branch p) (index p)) o /\ forall r, In r runs -> has_run o t r.

(** ** Soundness *)

Lemma posed_sound F alpha : check_posed F alpha = true -> posed F alpha.
Proof.
  unfold check_posed, posed. rewrite !andb_true_iff. intros [[H1 H2] H3].
  split; [apply hypotheses_hold, H1|]. split; [apply Qle_bool_iff, H2|apply qlt_iff, H3].
Qed.

Lemma same_run_eq r q : same_run r q = true -> r = q.
Proof.
  unfold same_run. rewrite !andb_true_iff. intros [[[H1 H2] H3] H4]. destruct r as [s a b x], q as [s' a' b' x'].
  simpl in *. apply same_output_eq in H4. subst x'.
  assert (E1 : s = s').
  { clear - H1. revert s' H1. induction s as [|[c|k l v] s IH]; intros [|[d|k' l' v'] s'] H; try discriminate;
      [reflexivity| |]; cbn [same_steps] in H.
    - destruct (Bool.eqb c d) eqn:E; [|discriminate]. apply eqb_prop in E. rewrite E, (IH _ H). reflexivity.
    - destruct (_ && _) eqn:E; [|discriminate]. rewrite !andb_true_iff, !Z.eqb_eq in E. destruct E as [[-> ->] E].
      apply same_q_iff in E. rewrite E, (IH _ H). reflexivity. }
  assert (E2 : a = a').
  { clear - H2. destruct a as [[|k l]|], a' as [[|k' l']|]; try discriminate; auto. cbn [same_question] in H2.
    rewrite andb_true_iff, !Z.eqb_eq in H2. destruct H2 as [-> ->]. reflexivity. }
  assert (E3 : b = b') by (destruct b as [[]|], b' as [[]|]; (reflexivity || discriminate)).
  subst. reflexivity.
Qed.

Lemma check_all_parts F top outputs places : forall runs_of tries, check_all F top outputs places runs_of = Some
  tries ->
  List.length places = List.length runs_of /\ List.length tries = List.length places /\
  forall i p runs T, nth_error places i = Some p -> nth_error runs_of i = Some runs -> nth_error tries i = Some T ->
    check_runs F (branch p) (index p) top outputs runs = Some T.
Proof.
  induction places as [|p places IH]; intros [|runs runs_of] tries H; try discriminate; cbn [check_all] in H.
  - injection H as <-. split; [reflexivity|]. split; [reflexivity|]. intros [|i]; discriminate.
  - unbind H T E. unbind H rest E'. injection H as <-. destruct (IH _ _ E') as (L1 & L2 & Each).
    split; [simpl; congruence|]. split; [simpl; congruence|].
    intros [|i] p' runs' T' H1 H2 H3; [|apply (Each i); assumption].
    injection H1 as <-. injection H2 as <-. injection H3 as <-. exact E.
Qed.

Section Sound.
Variables (F : family) (top : option Z) (outputs : Z) (bs : list Z) (places : list place) (runs_of : list (list run)).
Variable tries : list trie.
Hypothesis checked : check_plays F top outputs bs places runs_of = Some tries.
Hypothesis known_branches : Forall (fun b => (0 <= b <= 2)%Z) bs.

Lemma plays_parts :
  let n := index_of places in
  map branch places = bs /\ (forall p, In p places -> check_index n p = true) /\ (1 <= n)%Z /\
  match top with
  | Some l => (0 <= l < n)%Z /\ forall runs r, In runs runs_of -> In r runs -> levels_at_most l r = true
  | None => forall r, In r (hd [] runs_of) -> has_output r = true -> levels_at_most (n - 1) r = true
  end /\
  (forall p, In p places -> admits F (branch p) (index p)) /\
  check_all F top outputs places runs_of = Some tries /\
  (forall r T, In r (hd [] runs_of) -> has_output r = true -> In T (tl tries) -> recurs T r = true) /\
  exists P, planned (List.concat runs_of) Unsaid = Some P.
Proof.
  cbn zeta. unfold check_plays in checked. destruct (_ && _) eqn:B; [|discriminate]. rewrite !andb_true_iff in B.
  destruct B as [[[[[B1 B2] B3] B4] B5] B6]. apply bind_some in checked. destruct checked as (ts & CA & H).
  destruct (forallb _ _ && _) eqn:B7; [|discriminate]. injection H as ->. apply andb_true_iff in B7.
  destruct B7 as [B7 B8]. apply all2_eqb in B1. rewrite forallb_forall in B2, B6, B7. apply Z.leb_le in B3.
  split; [exact B1|]. split; [exact B2|]. split; [exact B3|]. split.
  - destruct top as [l|].
    + rewrite !andb_true_iff in B5. destruct B5 as [[L1 L2] L3]. apply Z.leb_le in L1. apply Z.ltb_lt in L2.
      split; [lia|]. rewrite forallb_forall in L3. intros runs r Hr Hi. specialize (L3 runs Hr).
      rewrite forallb_forall in L3. apply L3, Hi.
    + rewrite forallb_forall in B5. intros r Hr Ho. specialize (B5 r Hr). cbv beta in B5. rewrite Ho in B5. exact B5.
  - split; [intros p Hp; apply entries_hold, B6, Hp|]. split; [exact CA|]. split.
    + intros r T Hr Ho HT. specialize (B7 r Hr). cbv beta in B7. rewrite Ho, forallb_forall in B7. apply B7, HT.
    + destruct (planned _ _) as [P|]; [exists P; reflexivity|discriminate].
Qed.

Lemma index_nonneg p : In p places -> (0 <= index p)%Z.
Proof.
  intros Hp. destruct plays_parts as (_ & I & N & _). specialize (I p Hp). unfold check_index in I. apply Z.eqb_eq in I.
  destruct (branch p =? 0)%Z; lia.
Qed.
Lemma branch_known p : In p places -> (0 <= branch p <= 2)%Z.
Proof.
  intros Hp. destruct plays_parts as (B & _). rewrite Forall_forall in known_branches. apply known_branches.
  rewrite <- B.
  apply in_map, Hp.
Qed.

Lemma level_in l r k j v : levels_at_most l r = true -> In (Reading k j v) (steps r) -> (j <= l)%Z.
Proof. unfold levels_at_most. rewrite forallb_forall. intros H R. apply Z.leb_le. exact (H _ R). Qed.
Lemma with_output r : output r <> None -> has_output r = true.
Proof. unfold has_output. destruct (output r); [reflexivity|congruence]. Qed.

Theorem plays_sound : played F top bs places runs_of.
Proof.
  destruct plays_parts as (B & I & N & Lv & Ad & CA & Rc & _). destruct (check_all_parts _ _ _ _ _ _ CA)
    as (L1 & L2 & Each).
  split; [exact L1|]. split; [exact B|]. split.
  - exists (index_of places). split; [exact N|]. split.
    + intros p Hp. specialize (I p Hp). apply Z.eqb_eq in I. exact I.
    + destruct top as [l|].
      * destruct Lv as [L0 Lv]. split; [exact L0|]. intros runs r k j v H1 H2 H3.
        apply (level_in l r k j v (Lv runs r H1 H2) H3).
      * intros r k j v H1 H2 H3. pose proof (level_in _ r k j v (Lv r H1 (with_output r H2)) H3). lia.
  - split; [exact Ad|].
    assert (Trie : forall i runs, nth_error runs_of i = Some runs -> exists T, nth_error tries i = Some T /\
      grown runs = Some T).
    { intros i runs E. assert (Hi : (i < List.length runs_of)%nat) by (apply nth_error_Some; congruence).
      destruct (nth_error places i) as [p|] eqn:Ep; [|apply nth_error_None in Ep; lia].
      destruct (nth_error tries i) as [T|] eqn:ET; [|apply nth_error_None in ET; lia].
      exists T. split; [reflexivity|]. apply (check_runs_parts _ _ _ _ _ _ _ (Each i p runs T Ep E ET)). }
    split.
    + intros runs Hr. destruct (In_nth_error _ _ Hr) as [i E]. destruct (Trie i runs E) as (T & _ & G).
      apply (grown_all_coins runs T G).
    + intros r runs H1 H2 H3. destruct (In_nth_error _ _ H3) as [i E].
      destruct runs_of as [|first others]; [contradiction|]. cbn [tl] in E.
      destruct (Trie (S i) runs E) as (T & ET & G).
      destruct tries as [|T0 ts]; [discriminate|]. cbn [nth_error] in ET.
      pose proof (Rc r T H1 (with_output r H2) (nth_error_In _ _ ET)) as R. unfold recurs in R.
      destruct (at_path T _) as [q|] eqn:A; [|discriminate]. apply same_run_eq in R. subst q.
      apply (grown_spec _ _ G) in A. apply A.
Qed.

(** One algorithm has all these runs, on answers that are those of some further runs, too. *)
Definition notes_fit (further : list run) : Prop := forall i p runs,
  nth_error places i = Some p -> nth_error runs_of i = Some runs -> exists known,
    note_all (evaluations_count F) (evaluation F (branch p) (index p)) (further ++ runs) (PositiveMap.empty Q) =
    Some known.

Theorem plays_possible_with {K : archimedean_field} further : hypotheses F -> notes_fit further ->
  exists t os, has_all (K := K) F t os places runs_of /\
    forall o r k l v, In o os -> In r further -> In (Reading k l v) (steps r) -> o (Z.to_nat k) (Z.to_nat l) = v.
Proof.
  intros Hy Nf. destruct plays_parts as (_ & _ & _ & _ & _ & CA & _ & [P Pl]).
  destruct (check_all_parts _ _ _ _ _ _ CA) as (L1 & _ & _). destruct (planned_takes _ _ _ Pl) as [Takes _].
  exists (carried_out P).
  assert (Os : exists os, List.length os = List.length places /\
    (forall i o p runs, nth_error os i = Some o -> nth_error places i = Some p -> nth_error runs_of i = Some runs ->
      answers_about (evaluations (K := K) F (branch p) (index p)) o /\
      forall r k l v, In r runs -> In (Reading k l v) (steps r) -> o (Z.to_nat k) (Z.to_nat l) = v) /\
    forall o r k l v, In o os -> In r further -> In (Reading k l v) (steps r) -> o (Z.to_nat k) (Z.to_nat l) = v).
  { pose proof branch_known as Bk. pose proof index_nonneg as Ix. unfold notes_fit in Nf. clear - L1 Nf Bk Ix Hy.
    revert runs_of L1 Nf Bk Ix. generalize places. intros ps.
    induction ps as [|p ps IH]; intros rs L1 Nf Bk Ix.
    - exists []. split; [reflexivity|]. split; [intros [|i]; discriminate|contradiction].
    - destruct rs as [|runs rs]; [discriminate|].
      destruct (IH rs) as (os & Lo & H & Hf); [simpl in L1; congruence|intros i; apply (Nf (S i))|
        intros q Q; apply Bk; right; exact Q|intros q Q; apply Ix; right; exact Q|].
      destruct (Nf O p runs eq_refl eq_refl) as [known Kn].
      destruct (answered (K := K) F (branch p) (index p) (further ++ runs) known (hypotheses_sized F Hy)
        (Bk p (or_introl eq_refl)) (Ix p (or_introl eq_refl)) Kn) as (o & A & R).
      exists (o :: os). split; [simpl; congruence|]. split.
      + intros [|i] o' p' runs' H1 H2 H3; [|apply (H i); assumption].
        injection H1 as <-. injection H2 as <-. injection H3 as <-. split; [exact A|].
        intros r k l v Hr. apply (R r k l v). apply in_or_app. right. exact Hr.
      + intros o' r k l v [<-|Ho] Hr; [|apply (Hf o' r k l v Ho Hr)]. apply (R r k l v). apply in_or_app. left.
        exact Hr. }
  destruct Os as (os & Lo & H & Hf). exists os. split; [|exact Hf]. split; [exact Lo|]. split; [exact L1|].
  intros i o p runs H1 H2 H3. destruct (H i o p runs H1 H2 H3) as [A R]. split; [exact A|]. intros r Hr.
  apply takes_follows; [|intros k l v; apply (R r k l v Hr)]. apply Takes. apply in_concat. exists runs.
  split; [apply (nth_error_In _ _ H3)|exact Hr].
Qed.

Theorem plays_possible {K : archimedean_field} : hypotheses F ->
  exists t os, has_all (K := K) F t os places runs_of.
Proof.
  intros Hy. destruct (plays_possible_with (K := K) [] Hy) as (t & os & H & _); [|exists t, os; exact H].
  intros i p runs E1 E2. destruct plays_parts as (_ & _ & _ & _ & _ & CA & _).
  destruct (check_all_parts _ _ _ _ _ _ CA) as (L1 & L2 & Each).
  assert (Hi : (i < List.length places)%nat) by (apply nth_error_Some; congruence).
  destruct (nth_error tries i) as [T|] eqn:ET; [|apply nth_error_None in ET; lia].
  apply (check_runs_parts _ _ _ _ _ _ _ (Each i p runs T E1 E2 ET)).
Qed.

(** What is computed of the runs on an input bounds the success of every algorithm that has them. *)
Theorem plays_succeed {K : archimedean_field} (judge : place -> list Q -> option bool)
    (G : place -> list Q -> Prop) t os :
  (forall p x, In p places -> Z.of_nat (List.length x) = outputs -> judge p x = Some true -> G p x) ->
  (forall p x, In p places -> Z.of_nat (List.length x) = outputs -> judge p x = Some false -> ~ G p x) ->
  has_all (K := K) F t os places runs_of ->
  forall i o p T, nth_error os i = Some o -> nth_error places i = Some p -> nth_error tries i = Some T ->
    success_between o (G p) top t (weight_of (is_true_of (success (judge p)) true) T)
      (1 - weight_of (is_true_of (success (judge p)) false) T).
Proof.
  intros Jr Jw (Lo & L1 & H) i o p T H1 H2 H3. destruct plays_parts as (_ & _ & _ & Lv & _ & CA & _).
  destruct (check_all_parts _ _ _ _ _ _ CA) as (_ & L2 & Each).
  assert (Hi : (i < List.length places)%nat) by (apply nth_error_Some; congruence).
  destruct (nth_error runs_of i) as [runs|] eqn:E; [|apply nth_error_None in E; lia].
  destruct (H i o p runs H1 H2 E) as [_ Has]. pose proof (nth_error_In _ _ H2) as Hp.
  apply (succeeds F (branch p) (index p) top outputs runs T (Each i p runs T H2 E H3) (judge p) (G p));
    [intros x; apply (Jr p x Hp)|intros x; apply (Jw p x Hp)| |exact Has].
  destruct top as [l|]; [|exact I]. destruct Lv as [L0 Lv]. split; [lia|]. intros r k j v R1 R2.
  apply (level_in l r k j v (Lv runs r (nth_error_In _ _ E) R1) R2).
Qed.
End Sound.
