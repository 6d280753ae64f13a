(** * Runs on the inputs of a family: when they may be those of one algorithm with admissible answers

    [check_runs]: on one input the coins of the runs are a full tree, their readings are admissible, a question has one
    answer, and each ends as what ended it ends runs.  [success_between]: then an algorithm that has these runs succeeds
    with a probability between the weights that are computed ([succeeds]); and some oracle gives the answers
    ([answered]). *)

From Coq Require Import ZArith QArith Qabs Lqa Lia PeanoNat List Bool String FMapPositive.
From Barriers Require Import Json Numerals NetworkChecker Intervals.
From Barriers Require Import OrderedFields Archimedean Algorithms GeneralFields.
From Barriers Require Import Runs Plans Families.
Import ListNotations.
Open Scope Q_scope.

(** ** Reading *)

Definition max_level : Z := 10000.

Definition as_step (v : json) : option step :=
  match v with
  | List [Int k; Int l; x] => let* x := as_number x in Some (Reading k l x)
  | List [Int c] => if (c =? 0)%Z then Some (Toss false) else if (c =? 1)%Z then Some (Toss true) else None
  | _ => None
  end.
Definition as_question (v : json) : option (option question) :=
  match v with
  | Null => Some None
  | List [] => Some (Some AskCoin)
  | List [Int k; Int l] => Some (Some (Ask k l))
  | _ => None
  end.
Definition as_budget (v : json) : option (option budget) :=
  match v with
  | Null => Some None
  | Text s =>
      if String.eqb s "reads" then Some (Some Reads) else if String.eqb s "level" then Some (Some Level)
      else if String.eqb s "bits" then Some (Some Bits) else if String.eqb s "seconds" then Some (Some Seconds)
      else if String.eqb s "memory" then Some (Some Memory) else None
  | _ => None
  end.
Definition as_output (v : json) : option (option (list Q)) :=
  match v with Null => Some None | _ => let* x := as_numbers v in Some (Some x) end.
Definition as_run (v : json) : option run :=
  if has_keys ["asked"; "left_open"; "output"; "steps"]%string v then
    let* s := list_at "steps" v in let* s := every as_step s in
    let* a := field "asked" v in let* a := as_question a in
    let* b := field "left_open" v in let* b := as_budget b in
    let* x := field "output" v in let* x := as_output x in
    if (size (coins s) <=? max_level)%Z then Some {| steps := s; asked := a; left_open := b; output := x |} else None
  else None.
Definition as_runs (v : json) : option (list (list run)) :=
  let* l := as_list v in every (fun runs => let* runs := as_list runs in every as_run runs) l.

(** ** Readings of one input *)

Definition key (k l : Z) : positive := Z.to_pos (k * (max_level + 1) + l + 1).
Definition admissible_reading (x : Q) (l : Z) (v : Q) : bool :=
  let s := (2 ^ l)%Z in ((Qnum v * s) mod QDen v =? 0)%Z && Qle_bool (Qabs (v - x)) (1 # Z.to_pos s).

Fixpoint note (count : Z) (evaluation : Z -> Q) (s : list step) (known : PositiveMap.t Q) : option (PositiveMap.t Q) :=
  match s with
  | [] => Some known
  | Toss _ :: s => note count evaluation s known
  | Reading k l v :: s =>
      if (0 <=? k)%Z && (k <? count)%Z && (0 <=? l)%Z && (l <=? max_level)%Z then
        match PositiveMap.find (key k l) known with
        | Some u => if same_q u v then note count evaluation s known else None
        | None =>
            if admissible_reading (evaluation k) l v
            then note count evaluation s (PositiveMap.add (key k l) v known) else None
        end
      else None
  end.
Fixpoint note_all (count : Z) (evaluation : Z -> Q) (runs : list run) (known : PositiveMap.t Q)
    : option (PositiveMap.t Q) :=
  match runs with
  | [] => Some known
  | r :: runs => let* known := note count evaluation (steps r) known in note_all count evaluation runs known
  end.

(** How a run may end; top is the highest level that the claim allows to read. *)
Definition ends_well (count : Z) (top : option Z) (r : run) : bool :=
  match asked r, left_open r with
  | Some AskCoin, Some Bits => true
  | Some AskCoin, _ => false
  | Some (Ask k l), b =>
      (0 <=? k)%Z && (k <? count)%Z && (0 <=? l)%Z &&
      if match top with Some top => (top <? l)%Z | None => false end
      then match b with None => true | _ => false end
      else match b with Some Reads | Some Level => true | _ => false end
  | None, Some Bits | None, Some Reads | None, Some Level => false
  | None, _ => true
  end.
Definition output_fits (outputs : Z) (r : run) : bool :=
  match output r with
  | None => true
  | Some x =>
      match asked r, left_open r with None, None => (size x =? outputs)%Z | _, _ => false end
  end.
Definition check_runs (F : family) (b n : Z) (top : option Z) (outputs : Z) (runs : list run) : option trie :=
  let count := evaluations_count F in
  let* T := grown runs in
  let* known := note_all count (evaluation F b n) runs (PositiveMap.empty Q) in
  if forallb (fun r => if output_fits outputs r then ends_well count top r else false) runs then Some T else None.

(** ** Weights: the numbers of coins are exponents of two *)

Definition is_true_of (f : run -> option bool) (b : bool) (r : run) : bool :=
  match f r with Some c => Bool.eqb b c | None => false end.
Fixpoint weight (f : run -> bool) (T : trie) : Z * Z :=
  match T with
  | Empty => (0, 0)
  | Leaf r => (if f r then 1 else 0, 0)
  | Node x y =>
      let (a, d) := weight f x in let (b, e) := weight f y in
      let h := Z.max d e in (Z.shiftl a (h - d) + Z.shiftl b (h - e), h + 1)
  end%Z.
Definition weight_of (f : run -> bool) (T : trie) : Q := let (a, d) := weight f T in a # Z.to_pos (2 ^ d).

(** Whether a run succeeds, if that is known; [judge] judges outputs. *)
Definition success (judge : list Q -> option bool) (r : run) : option bool :=
  match output r with
  | Some x => judge x
  | None => match left_open r with None => Some false | Some _ => None end
  end.

(** ** Soundness *)

Lemma weight_mass f T : let (a, d) := weight f T in (0 <= d)%Z /\ mass f T == a # Z.to_pos (2 ^ d).
Proof.
  induction T as [|r|x IHx y IHy]; cbn [weight mass]; [split; [lia|reflexivity]|split; [lia|destruct (f r);
    reflexivity]|].
  destruct (weight f x) as [a d], (weight f y) as [b e]. destruct IHx as [Hd Hx], IHy as [He Hy].
  split; [lia|]. rewrite Hx, Hy. set (h := Z.max d e). rewrite !Z.shiftl_mul_pow2 by lia.
  assert (E1 : (2 ^ h = 2 ^ (h - d) * 2 ^ d)%Z) by (rewrite <- Z.pow_add_r by lia; f_equal; lia).
  assert (E2 : (2 ^ h = 2 ^ (h - e) * 2 ^ e)%Z) by (rewrite <- Z.pow_add_r by lia; f_equal; lia).
  assert (E3 : (2 ^ (h + 1) = 2 * 2 ^ h)%Z) by (rewrite Z.pow_add_r by lia; lia).
  assert (Pd : (0 < 2 ^ d)%Z) by (apply Z.pow_pos_nonneg; lia).
  assert (Pe : (0 < 2 ^ e)%Z) by (apply Z.pow_pos_nonneg; lia).
  assert (Ph : (0 < 2 ^ h)%Z) by (apply Z.pow_pos_nonneg; lia). rewrite E3.
  set (A := (2 ^ (h - d))%Z) in *. set (B := (2 ^ (h - e))%Z) in *. set (D := (2 ^ d)%Z) in *.
  set (E := (2 ^ e)%Z) in *.
  set (H := (2 ^ h)%Z) in *. clearbody A B D E H. unfold Qeq, Qmult, Qplus. cbn [Qnum Qden].
  rewrite !Pos2Z.inj_mul, !Z2Pos.id by lia. 
  transitivity (2 * (a * E * H + b * D * H))%Z; [ring|]. rewrite E1 at 1. rewrite E2. ring.
Qed.
Lemma weight_of_mass f T : mass f T == weight_of f T.
Proof. unfold weight_of. pose proof (weight_mass f T) as H. destruct (weight f T). apply H. Qed.

Definition inside (count k l : Z) : Prop := (0 <= k < count)%Z /\ (0 <= l <= max_level)%Z.
Lemma key_injective count k l k' l' : inside count k l -> inside count k' l' -> key k l = key k' l' -> k = k' /\ l = l'.
Proof. unfold inside, key, max_level. intros H H' E. apply Z2Pos.inj in E; lia. Qed.

Definition sound_notes (count : Z) (evaluation : Z -> Q) (known : PositiveMap.t Q) : Prop :=
  forall k l v, (0 <= k)%Z -> (0 <= l <= max_level)%Z -> PositiveMap.find (key k l) known = Some v ->
    inside count k l /\ admissible_reading (evaluation k) l v = true.

Lemma note_sound count e s : forall known known', note count e s known = Some known' -> sound_notes count e known ->
  sound_notes count e known' /\
  (forall p v, PositiveMap.find p known = Some v -> PositiveMap.find p known' = Some v) /\
  forall k l v, In (Reading k l v) s -> inside count k l /\ PositiveMap.find (key k l) known' = Some v.
Proof.
  induction s as [|[c|k l v] s IH]; intros known known' H S; cbn [note] in H.
  - injection H as <-. split; [exact S|]. split; [auto|contradiction].
  - destruct (IH _ _ H S) as (I1 & I2 & I3). split; [exact I1|]. split; [exact I2|].
    intros k l v [E|E]; [discriminate|apply I3, E].
  - destruct (_ && _) eqn:B; [|discriminate]. rewrite !andb_true_iff, !Z.leb_le, Z.ltb_lt in B.
    assert (In0 : inside count k l) by (unfold inside; lia).
    destruct (PositiveMap.find (key k l) known) as [u|] eqn:Fd.
    + destruct (same_q u v) eqn:E; [|discriminate]. apply same_q_iff in E. subst u.
      destruct (IH _ _ H S) as (I1 & I2 & I3). split; [exact I1|]. split; [exact I2|].
      intros k' l' v' [E|E]; [injection E as <- <- <-; split; [exact In0|apply I2, Fd]|apply I3, E].
    + destruct (admissible_reading (e k) l v) eqn:A; [|discriminate].
      assert (S' : sound_notes count e (PositiveMap.add (key k l) v known)).
      { intros k' l' v' Hk Hl F'. destruct (Pos.eq_dec (key k l) (key k' l')) as [E|N].
        - assert (E' : k = k' /\ l = l').
          { unfold key, max_level in *. apply Z2Pos.inj in E; lia. }
          destruct E' as [<- <-]. rewrite PositiveMap.gss in F'. injection F' as <-. auto.
        - rewrite PositiveMap.gso in F' by congruence. apply (S k' l' v' Hk Hl F'). }
      destruct (IH _ _ H S') as (I1 & I2 & I3). split; [exact I1|]. split.
      * intros p w Hp. apply I2. destruct (Pos.eq_dec p (key k l)) as [->|N]; [congruence|].
        rewrite PositiveMap.gso by exact N. exact Hp.
      * intros k' l' v' [E|E]; [injection E as <- <- <-; split; [exact In0|apply I2, PositiveMap.gss]|apply I3, E].
Qed.

Lemma note_all_sound count e runs : forall known known', note_all count e runs known = Some known' ->
  sound_notes count e known ->
  sound_notes count e known' /\
  (forall p v, PositiveMap.find p known = Some v -> PositiveMap.find p known' = Some v) /\
  forall r k l v, In r runs -> In (Reading k l v) (steps r) ->
    inside count k l /\ PositiveMap.find (key k l) known' = Some v.
Proof.
  induction runs as [|r runs IH]; intros known known' H S; cbn [note_all] in H.
  - injection H as <-. split; [exact S|]. split; [auto|contradiction].
  - unbind H k1 E. destruct (note_sound _ _ _ _ _ E S) as (N1 & N2 & N3). destruct (IH _ _ H N1) as (I1 & I2 & I3).
    split; [exact I1|]. split; [auto|]. intros q k l v [<-|Q] R; [|apply (I3 q k l v Q R)].
    destruct (N3 k l v R) as [B F0]. split; [exact B|apply I2, F0].
Qed.

Lemma check_runs_parts F b n top outputs runs T : check_runs F b n top outputs runs = Some T ->
  grown runs = Some T /\
  (exists known, note_all (evaluations_count F) (evaluation F b n) runs (PositiveMap.empty Q) = Some known) /\
  forall r, In r runs -> output_fits outputs r = true /\ ends_well (evaluations_count F) top r = true.
Proof.
  unfold check_runs. intros H. unbind H T' E. unbind H known Nt. destruct (forallb _ runs) eqn:B; [|discriminate].
  injection H as <-. split; [exact E|]. split; [exists known; exact Nt|]. rewrite forallb_forall in B.
  intros r Hr. specialize (B r Hr). cbv beta in B. destruct (output_fits outputs r); [auto|discriminate].
Qed.

(** The levels of readings stay below some level. *)
Lemma some_level runs : exists L, forall r, In r runs -> low_levels L (steps r).
Proof.
  assert (One : forall s, exists L, low_levels L s).
  { intros s. induction s as [|e s [L IH]]; [exists O; constructor|].
    exists (Nat.max L (match e with Reading _ l _ => Z.to_nat l | _ => O end)).
    constructor; [destruct e; [exact I|lia]|].
    eapply Forall_impl; [|exact IH]. intros [c|k l v] H; [exact I|lia]. }
  induction runs as [|r runs [L IH]]; [exists O; contradiction|]. destruct (One (steps r)) as [L' H'].
  exists (Nat.max L L'). intros q [<-|Q]; [eapply Forall_impl; [|exact H']|eapply Forall_impl; [|apply IH, Q]];
    intros [c|k l v] H; (exact I || lia).
Qed.

(** The probability of halting with an output in G, levels above top being unanswered. *)
Definition allowed (top : option Z) (m : nat) : Prop := match top with Some l => (m <= Z.to_nat l)%nat | None => True
  end.
Definition success_at_most {M} (o : oracle) (G : M -> Prop) (top : option Z) (t : algorithm M) (high : Q) : Prop :=
  forall m p, allowed top m -> attains o G m t p -> p <= high.
Definition success_between {M} (o : oracle) (G : M -> Prop) (top : option Z) (t : algorithm M) (low high : Q) : Prop :=
  (exists m, allowed top m /\ attains o G m t low) /\ success_at_most o G top t high.

Section Success.
Variables (F : family) (b n : Z) (top : option Z) (outputs : Z) (runs : list run) (T : trie).
Hypothesis checked : check_runs F b n top outputs runs = Some T.
Variables (judge : list Q -> option bool) (G : list Q -> Prop).
Hypothesis judge_right : forall x, Z.of_nat (List.length x) = outputs -> judge x = Some true -> G x.
Hypothesis judge_wrong : forall x, Z.of_nat (List.length x) = outputs -> judge x = Some false -> ~ G x.
Hypothesis levels : match top with
  | Some l => (0 <= l)%Z /\ forall r k j v, In r runs -> In (Reading k j v) (steps r) -> (j <= l)%Z
  | None => True
  end.
Variables (o : oracle) (t : algorithm (list Q)).
Hypothesis has_runs : forall r, In r runs -> has_run o t r.

Lemma levels_below : exists L, allowed top L /\ forall r, In r runs -> low_levels L (steps r).
Proof.
  destruct top as [l|]; [|destruct (some_level runs) as [L H]; exists L; split; [exact I|exact H]].
  exists (Z.to_nat l). split; [apply le_n|]. intros r Hr. apply Forall_forall. intros [c|k j v] Hs; [exact I|].
  destruct levels as [_ H]. specialize (H r k j v Hr Hs). lia.
Qed.

Lemma stands_checked : exists L, allowed top L /\ stands o L t T.
Proof.
  destruct (check_runs_parts _ _ _ _ _ _ _ checked) as (Gr & _ & _).
  destruct (grown_spec _ _ Gr) as (Full & _ & Leaves). destruct levels_below as (L & AL & Low).
  exists L. split; [exact AL|]. apply stands_from; [exact Full|]. intros p r A. destruct (Leaves p r A) as [In_r ->].
  exists (steps r). split; [reflexivity|]. split; [apply Low, In_r|apply has_runs, In_r].
Qed.

Theorem succeeds : let right := weight_of (is_true_of (success judge) true) T in
  let wrong := weight_of (is_true_of (success judge) false) T in
  success_between o G top t right (1 - wrong).
Proof.
  destruct (check_runs_parts _ _ _ _ _ _ _ checked) as (Gr & _ & Fits).
  destruct (grown_spec _ _ Gr) as (_ & _ & Leaves). destruct stands_checked as (L & AL & St).
  cbn zeta. split.
  - exists L. split; [exact AL|]. apply (attains_less o G L t (mass (is_true_of (success judge) true) T));
      [|rewrite weight_of_mass; lra]. apply success_below; [|exact St]. intros p r A Good.
    destruct (Leaves p r A) as [In_r _]. destruct (Fits r In_r) as [Of _]. unfold is_true_of, success in Good.
    unfold output_fits in Of. unfold action_of. destruct (output r) as [x|]; [|destruct (left_open r); discriminate].
    destruct (asked r); [discriminate|]. destruct (left_open r); [discriminate|]. exists x. split; [reflexivity|].
    apply Z.eqb_eq in Of. rewrite size_length in Of. apply judge_right; [exact Of|].
    destruct (judge x) as [[|]|]; (reflexivity || discriminate).
  - intros m p Am A. rewrite <- weight_of_mass. apply (success_above o L G m _ T t p); [|exact St|exact A].
    clear p A. intros p r A Bad t' q D At. destruct (Leaves p r A) as [In_r _]. destruct (Fits r In_r) as [Of Ends].
    unfold is_true_of, success in Bad. unfold output_fits in Of. unfold ends_well in Ends. unfold action_of in D.
    destruct (output r) as [x|].
    + destruct (asked r); [discriminate|]. destruct (left_open r); [discriminate|]. simpl in D. subst t'.
      apply attains_output_inv in At. destruct At as [At|At]; [exact At|]. exfalso.
      apply Z.eqb_eq in Of. rewrite size_length in Of. revert At. apply judge_wrong; [exact Of|].
      destruct (judge x) as [[|]|]; (reflexivity || discriminate).
    + destruct (left_open r); [discriminate|]. destruct (asked r) as [[|k l]|]; [discriminate| |].
      * destruct top as [l'|]; [|rewrite !andb_true_iff in Ends; destruct Ends; discriminate].
        rewrite !andb_true_iff in Ends. destruct Ends as [[_ L0] Ends].
        destruct (Z.ltb_spec l' l) as [Lt|]; [|discriminate].
        apply Z.leb_le in L0. simpl in D, Am. destruct D as (next & ->). inversion At; subst; [assumption|].
        exfalso. destruct levels as [L1 _]. lia.
      * simpl in D. apply (D o m q). revert At. apply attains_weaken; auto.
Qed.
End Success.

(** ** Answers *)

Section Answers.
Context {K : archimedean_field}.
Open Scope field_scope.
Add Field K_f : (K_field K) (morphism (of_Q_morph K), constants [f_cst], setoid (K_setoid K) (K_ext K)).

Lemma admissible_reading_sound (x v : Q) (y : K) l : (0 <= l)%Z -> admissible_reading x l v = true -> of_Q x == y ->
  dyadic (Z.to_nat l) v /\ fabs (of_Q v - y) <= of_Q (power (1 # 2) (Z.to_nat l)).
Proof.
  intros Hl H E. unfold admissible_reading in H. apply andb_true_iff in H. destruct H as [D C].
  pose proof (power_of_fraction 2 l Hl) as Pw. change (1 # Z.to_pos (2 ^ l)) with (1 # Z.to_pos (2 ^ l))%Q in Pw.
  assert (P : (0 < 2 ^ l)%Z) by (apply Z.pow_pos_nonneg; lia). split.
  - exists ((Qnum v * 2 ^ l) / QDen v)%Z. rewrite Pw. apply Z.eqb_eq in D.
    pose proof (Z.div_mod (Qnum v * 2 ^ l) (QDen v) ltac:(lia)) as Dm. rewrite D in Dm.
    destruct v as [a d]. unfold Qeq, Qmult, inject_Z. cbn [Qnum Qden] in *. rewrite Pos.mul_1_l, Z2Pos.id by lia. nia.
  - rewrite (of_Q_eq K _ _ Pw), <- E. apply (qle_field (K := K)) in C. rewrite <- q_sub.
    destruct (Qlt_le_dec (v - x) 0) as [L|L].
    + rewrite (of_Q_eq K _ _ (Qabs_neg _ (Qlt_le_weak _ _ L))), q_opp in C. apply (of_Q_lt K) in L.
      change (of_Q 0) with (@fzero K) in L. rewrite abs_neg by fra. exact C.
    + rewrite (of_Q_eq K _ _ (Qabs_pos _ L)) in C. apply (of_Q_le K) in L.
      change (of_Q 0) with (@fzero K) in L. rewrite abs_pos by fra. exact C.
Qed.

(** The recorded answers, and elsewhere the nearest ones. *)
Definition recorded (f : nat -> K) (known : PositiveMap.t Q) : oracle := fun k l =>
  if (Z.of_nat l <=? max_level)%Z then
    match PositiveMap.find (key (Z.of_nat k) (Z.of_nat l)) known with Some v => v | None => rounded (f k) l end
  else rounded (f k) l.

Theorem answered F b n runs known : sized F -> (0 <= b <= 2)%Z -> (0 <= n)%Z ->
  note_all (evaluations_count F) (evaluation F b n) runs (PositiveMap.empty Q) = Some known ->
  exists o, answers_about (evaluations (K := K) F b n) o /\
    forall r k l v, In r runs -> In (Reading k l v) (steps r) -> o (Z.to_nat k) (Z.to_nat l) = v.
Proof.
  intros S B N Nt. destruct (note_all_sound _ _ _ _ _ Nt) as (Snd & _ & Found).
  { intros k l v _ _ H. rewrite PositiveMap.gempty in H. discriminate. }
  exists (recorded (evaluations F b n) known). split.
  - intros k l. unfold recorded. pose proof (rounded_answers (evaluations (K := K) F b n) k l) as R.
    destruct (Z.leb_spec (Z.of_nat l) max_level) as [L|]; [|exact R].
    destruct (PositiveMap.find _ known) as [v|] eqn:Fd; [|exact R].
    destruct (Snd (Z.of_nat k) (Z.of_nat l) v ltac:(lia) ltac:(lia) Fd) as [[Hk Hl] A].
    pose proof (evaluation_is (K := K) F b n (Z.of_nat k) S B N Hk) as E. rewrite Nat2Z.id in E.
    pose proof (admissible_reading_sound _ v _ (Z.of_nat l) ltac:(lia) A E) as H. rewrite Nat2Z.id in H. exact H.
  - intros r k l v Hr Hs. destruct (Found r k l v Hr Hs) as [[Hk Hl] Fd]. unfold recorded.
    rewrite !Z2Nat.id by lia. destruct (Z.leb_spec l max_level) as [_|]; [|lia]. rewrite Fd. reflexivity.
Qed.
End Answers.

(** ** All sequences of coins *)

(** Every sequence of coins begins with those of one run, and of no other. *)
Definition all_coins (runs : list run) : Prop := forall w : nat -> bool, exists r, In r runs /\
  forall r', In r' runs -> coins (steps r') = map w (seq 0 (List.length (coins (steps r')))) <-> r' = r.

Lemma full_path T : full T = true -> forall w : nat -> bool, exists r k, at_path T (map w (seq 0 k)) = Some r /\
  forall r' k', at_path T (map w (seq 0 k')) = Some r' -> r' = r.
Proof.
  induction T as [|r|x IHx y IHy]; intros Fu w; [discriminate| |].
  - exists r, O. split; [reflexivity|]. intros r' [|k'] H; [injection H as ->; reflexivity|discriminate].
  - cbn [full] in Fu. destruct (full x) eqn:Fx; [|discriminate].
    assert (Sh : forall k (v : nat -> bool), map v (seq 0 (S k)) = v O :: map (fun i => v (S i)) (seq 0 k)).
    { intros k v. cbn [seq map]. rewrite <- seq_shift, map_map. reflexivity. }
    assert (Sub : exists r k, at_path (if w O then x else y) (map (fun i => w (S i)) (seq 0 k)) = Some r /\
      forall r' k', at_path (if w O then x else y) (map (fun i => w (S i)) (seq 0 k')) = Some r' -> r' = r).
    { destruct (w O); [apply IHx; reflexivity|apply IHy, Fu]. }
    destruct Sub as (r & k & A & U). exists r, (S k). split; [rewrite Sh; exact A|].
    intros r' [|k'] H; [discriminate|]. rewrite Sh in H. apply (U r' k' H).
Qed.

Theorem grown_all_coins runs T : grown runs = Some T -> all_coins runs.
Proof.
  intros G w. destruct (grown_spec _ _ G) as (Fu & Has & Leaves). destruct (full_path T Fu w) as (r & k & A & U).
  destruct (Leaves _ _ A) as [In_r E]. exists r. split; [exact In_r|]. intros r' Hr'. split.
  - intros E'. apply (U r' (List.length (coins (steps r')))). rewrite <- E'. apply Has, Hr'.
  - intros ->. rewrite <- E at 1. rewrite <- E, map_length, seq_length. reflexivity.
Qed.
