(** * Runs that do the same after the same steps are those of one algorithm

    [planned runs Unsaid] puts runs, one after the other, into a tree of what is done after which steps, and fails if
      two
    of them go on differently.  Its algorithm, [carried_out], has all of them ([takes_follows]).

    Idea.  A run leads to its place in the tree, and putting in another one does not move it ([add_takes],
      [add_keeps]). *)

From Coq Require Import ZArith QArith Lqa Lia List Bool.
From Barriers Require Import Json Algorithms Runs.
Import ListNotations.
Open Scope Q_scope.

Local Notation program := (algorithm (list Q)).

(** ** The tree *)

CoFixpoint silence : program := Flip silence silence.
Lemma silence_silent : silent silence.
Proof.
  intros o m p A. remember silence as t eqn:E. revert E. induction A as [t p L|x p _ _|a b p q r _ IH1 _ IH2 L|k n
    next p];
    intros E; [exact L| | |]; rewrite (exposed_same silence) in E; simpl in E; try discriminate.
  injection E as -> ->. specialize (IH1 eq_refl). specialize (IH2 eq_refl). lra.
Qed.

Inductive plan :=
| Unsaid
| Ended (x : option (list Q))
| Tosses (heads tails : plan)
| Looks (k l : Z) (answers : list (Q * plan)).

Definition same_q (u v : Q) : bool := (Qnum u =? Qnum v)%Z && (QDen u =? QDen v)%Z.
Fixpoint same_list (u v : list Q) : bool :=
  match u, v with
  | [], [] => true
  | a :: u, b :: v => if same_q a b then same_list u v else false
  | _, _ => false
  end.
Definition same_output (x y : option (list Q)) : bool :=
  match x, y with Some u, Some v => same_list u v | None, None => true | _, _ => false end.
Lemma same_q_iff u v : same_q u v = true <-> u = v.
Proof.
  unfold same_q. destruct u as [n d], v as [n' d']. cbn [Qnum Qden]. rewrite andb_true_iff, !Z.eqb_eq. split.
  - intros [-> E]. apply Pos2Z.inj in E. rewrite E. reflexivity.
  - intros E. injection E as -> ->. split; reflexivity.
Qed.
Lemma same_list_eq u : forall v, same_list u v = true -> u = v.
Proof.
  induction u as [|a u IH]; intros [|b v] H; try discriminate; [reflexivity|]. cbn [same_list] in H.
  destruct (same_q a b) eqn:E; [|discriminate]. apply same_q_iff in E. rewrite E, (IH v H). reflexivity.
Qed.
Lemma same_output_eq x y : same_output x y = true -> x = y.
Proof. destruct x, y; simpl; try discriminate; auto. intros H. f_equal. apply same_list_eq, H. Qed.

(** What follows the answer v, and the other answers. *)
Fixpoint pull (v : Q) (answers : list (Q * plan)) : plan * list (Q * plan) :=
  match answers with
  | [] => (Unsaid, [])
  | (u, P) :: answers =>
      if same_q u v then (P, answers) else let (P', rest) := pull v answers in (P', (u, P) :: rest)
  end.

Fixpoint add (s : list step) (a : action) (P : plan) : option plan :=
  match s with
  | [] =>
      match a, P with
      | Unknown, _ => Some P
      | Stop x, Unsaid => Some (Ended x)
      | Stop x, Ended y => if same_output x y then Some P else None
      | Coin, Unsaid => Some (Tosses Unsaid Unsaid)
      | Coin, Tosses _ _ => Some P
      | Look k l, Unsaid => Some (Looks k l [])
      | Look k l, Looks k' l' _ => if (k =? k')%Z && (l =? l')%Z then Some P else None
      | _, _ => None
      end
  | Toss c :: s =>
      match P with
      | Unsaid => let* Q := add s a Unsaid in Some (if c then Tosses Q Unsaid else Tosses Unsaid Q)
      | Tosses h t => if c then let* h := add s a h in Some (Tosses h t) else let* t := add s a t in Some (Tosses h t)
      | _ => None
      end
  | Reading k l v :: s =>
      match P with
      | Unsaid => let* Q := add s a Unsaid in Some (Looks k l [(v, Q)])
      | Looks k' l' answers =>
          if (k =? k')%Z && (l =? l')%Z then
            let (Q, rest) := pull v answers in let* Q := add s a Q in Some (Looks k l ((v, Q) :: rest))
          else None
      | _ => None
      end
  end.
Fixpoint planned (runs : list run) (P : plan) : option plan :=
  match runs with [] => Some P | r :: runs => let* P := add (steps r) (action_of r) P in planned runs P end.

Fixpoint takes (s : list step) (a : action) (P : plan) : Prop :=
  match s with
  | [] =>
      match a with
      | Unknown => True
      | Stop x => P = Ended x
      | Coin => exists h t, P = Tosses h t
      | Look k l => exists answers, P = Looks k l answers
      end
  | Toss c :: s => exists h t, P = Tosses h t /\ takes s a (if c then h else t)
  | Reading k l v :: s => exists answers, P = Looks k l answers /\ takes s a (fst (pull v answers))
  end.

Lemma pull_other v answers : forall u, u <> v -> fst (pull u (snd (pull v answers))) = fst (pull u answers).
Proof.
  induction answers as [|[w P] answers IH]; intros u N; [reflexivity|]. cbn [pull].
  destruct (same_q w v) eqn:E.
  - apply same_q_iff in E. subst w. assert (X : same_q v u = false).
    { destruct (same_q v u) eqn:X; [|reflexivity]. apply same_q_iff in X. congruence. }
    rewrite X. simpl. destruct (pull u answers). reflexivity.
  - specialize (IH u N). destruct (pull v answers) as [P' rest] eqn:Pv. cbn [snd] in *. cbn [pull].
    destruct (same_q w u); [reflexivity|]. destruct (pull u rest), (pull u answers). exact IH.
Qed.

Lemma unsaid_takes s a : takes s a Unsaid -> s = [] /\ a = Unknown.
Proof.
  destruct s as [|[c|k l v] s]; simpl; [|intros (h & t & E & _); discriminate|intros (x & E & _); discriminate].
  destruct a; auto; [intros (h & t & E)|intros (x & E)|intros E]; discriminate.
Qed.

Lemma add_keeps a s : forall P P', add s a P = Some P' -> forall s' a', takes s' a' P -> takes s' a' P'.
Proof.
  induction s as [|[c|k l v] s IH]; intros P P' H s' a' T.
  - cbn [add] in H. destruct P as [|x|h t|k l answers]; [destruct (unsaid_takes _ _ T) as [-> ->]; exact I| | |];
      destruct a as [| |k' l'|x']; try discriminate; try (injection H as <-; exact T).
    + destruct (same_output x' x); [|discriminate]. injection H as <-. exact T.
    + destruct (_ && _); [|discriminate]. injection H as <-. exact T.
  - cbn [add] in H. destruct P as [|x|h t|k l answers]; try discriminate;
      [destruct (unsaid_takes _ _ T) as [-> ->]; exact I|].
    destruct c.
    + destruct (add s a h) as [h'|] eqn:E; [|discriminate]. injection H as <-.
      destruct s' as [|[c'|k l v] s']; cbn [takes] in *.
      * destruct a'; auto; try (destruct T as (? & ?); discriminate); try discriminate; eauto.
      * destruct T as (h0 & t0 & E0 & T). injection E0 as <- <-. exists h', t. split; [reflexivity|].
        destruct c'; [apply (IH _ _ E), T|exact T].
      * destruct T as (? & ? & _). discriminate.
    + destruct (add s a t) as [t'|] eqn:E; [|discriminate]. injection H as <-.
      destruct s' as [|[c'|k l v] s']; cbn [takes] in *.
      * destruct a'; auto; try (destruct T as (? & ?); discriminate); try discriminate; eauto.
      * destruct T as (h0 & t0 & E0 & T). injection E0 as <- <-. exists h, t'. split; [reflexivity|].
        destruct c'; [exact T|apply (IH _ _ E), T].
      * destruct T as (? & ? & _). discriminate.
  - cbn [add] in H. destruct P as [|x|h t|k' l' answers]; try discriminate;
      [destruct (unsaid_takes _ _ T) as [-> ->]; exact I|].
    destruct ((k =? k')%Z && (l =? l')%Z) eqn:E; [|discriminate]. apply andb_true_iff in E.
    rewrite !Z.eqb_eq in E. destruct E as [<- <-]. pose proof (pull_other v answers) as O.
    destruct (pull v answers) as [Q rest] eqn:Pv. cbn [snd] in O.
    destruct (add s a Q) as [Q'|] eqn:E; [|discriminate]. injection H as <-.
    destruct s' as [|[c'|k1 l1 v1] s']; cbn [takes] in *.
    + destruct a'; auto; try discriminate; [destruct T as (? & ? & ?); discriminate|].
      destruct T as (? & E1). injection E1 as <- <- <-. eauto.
    + destruct T as (? & ? & E1 & _). discriminate.
    + destruct T as (replies & E1 & T). injection E1 as <- <- <-. exists ((v, Q') :: rest). split; [reflexivity|].
      cbn [pull]. destruct (same_q v v1) eqn:X.
      * apply same_q_iff in X. subst v1. rewrite Pv in T. apply (IH _ _ E), T.
      * assert (N : v1 <> v) by (intros ->; rewrite (proj2 (same_q_iff v v) eq_refl) in X; discriminate).
        destruct (pull v1 rest) as [Q1 rest1] eqn:P1. specialize (O v1 N). rewrite P1 in O. cbn [fst] in *.
        rewrite O. exact T.
Qed.

Lemma add_takes a s : forall P P', add s a P = Some P' -> takes s a P'.
Proof.
  induction s as [|[c|k l v] s IH]; intros P P' H; cbn [add takes] in *.
  - destruct a as [| |k l|x]; auto; destruct P as [|y|h t|k' l' replies]; try discriminate;
      try (injection H as <-; eauto; fail).
    + destruct (_ && _) eqn:E; [|discriminate]. injection H as <-. apply andb_true_iff in E. rewrite !Z.eqb_eq in E.
      destruct E as [-> ->]. eauto.
    + destruct (same_output x y) eqn:E; [|discriminate]. injection H as <-. rewrite (same_output_eq _ _ E). reflexivity.
  - destruct P as [|y|h t|k' l' replies]; try discriminate.
    + destruct (add s a Unsaid) as [Q|] eqn:E; [|discriminate]. injection H as <-. apply IH in E.
      destruct c; eauto.
    + destruct c; [destruct (add s a h) as [Q|] eqn:E|destruct (add s a t) as [Q|] eqn:E]; try discriminate;
        injection H as <-; apply IH in E; eauto.
  - assert (Same : forall Q rest, fst (pull v ((v, Q) :: rest)) = Q).
    { intros Q rest. cbn [pull]. rewrite (proj2 (same_q_iff v v) eq_refl). reflexivity. }
    destruct P as [|y|h t|k' l' replies]; try discriminate.
    + destruct (add s a Unsaid) as [Q|] eqn:E; [|discriminate]. injection H as <-. apply IH in E.
      eexists. split; [reflexivity|]. rewrite Same. exact E.
    + destruct (_ && _); [|discriminate]. destruct (pull v replies) as [Q rest].
      destruct (add s a Q) as [Q'|] eqn:E; [|discriminate]. injection H as <-. apply IH in E.
      eexists. split; [reflexivity|]. rewrite Same. exact E.
Qed.

Lemma planned_takes runs : forall P P', planned runs P = Some P' ->
  (forall r, In r runs -> takes (steps r) (action_of r) P') /\
  (forall s a, takes s a P -> takes s a P').
Proof.
  induction runs as [|r runs IH]; intros P P' H; [injection H as <-; split; [contradiction|auto]|].
  cbn [planned] in H. destruct (add (steps r) (action_of r) P) as [P1|] eqn:E; [|discriminate].
  destruct (IH _ _ H) as [I1 I2]. split; [intros q [<-|Hq]; [apply I2, (add_takes _ _ _ _ E)|apply I1, Hq]|].
  intros s a T. apply I2, (add_keeps _ _ _ _ E), T.
Qed.

(** The algorithm of a plan. *)
Fixpoint carried_out (P : plan) : program :=
  match P with
  | Unsaid | Ended None => silence
  | Ended (Some x) => Output x
  | Tosses h t => Flip (carried_out h) (carried_out t)
  | Looks k l answers => Read (Z.to_nat k) (Z.to_nat l) (fun v =>
      (fix go answers := match answers with
        | [] => silence
        | (u, P) :: answers => if same_q u v then carried_out P else go answers
        end) answers)
  end.

Lemma takes_follows o a s : forall P, takes s a P ->
  (forall k l v, In (Reading k l v) s -> o (Z.to_nat k) (Z.to_nat l) = v) -> follows o (carried_out P) s a.
Proof.
  induction s as [|[c|k l v] s IH]; intros P T O; cbn [takes follows] in *.
  - destruct a as [| |k l|[x|]]; simpl; auto.
    + destruct T as (h & t & ->). simpl. eauto.
    + destruct T as (answers & ->). simpl. eauto.
    + subst P. reflexivity.
    + subst P. apply silence_silent.
  - destruct T as (h & t & -> & T). exists (carried_out h), (carried_out t). split; [reflexivity|].
    assert (G : follows o (carried_out (if c then h else t)) s a).
    { apply IH; [exact T|]. intros k l v H. apply O. right. exact H. }
    destruct c; exact G.
  - destruct T as (answers & -> & T). eexists. split; [reflexivity|]. split; [apply O; left; reflexivity|].
    assert (E : forall l, (fix go answers := match answers with
        | [] => silence
        | (u, P) :: answers => if same_q u v then carried_out P else go answers
        end) l = carried_out (fst (pull v l))).
    { intros l0. induction l0 as [|[u P] l0 IHl]; [reflexivity|]. cbn [pull]. destruct (same_q u v); [reflexivity|].
      rewrite IHl. destruct (pull v l0). reflexivity. }
    rewrite E. apply IH; [exact T|]. intros k' l' v' H. apply O. right. exact H.
Qed.
