(** * Mutants of the results over fields that ask for other events than the theorems, or for none

    The instances of RefuteGeneralEvents.v, at the field Q: what jump_answers and fork_answers answer there is
      admissible. *)

From Coq Require Import QArith Qabs List Lqa Lia PeanoNat.
From Barriers Require Import OrderedFields Archimedean ProbabilitySpaces Algorithms Computation.
From Barriers Require Import GeneralAlgorithms GeneralForks GeneralFields TrustBarriers VacuityComputation
  VacuityFields.
From Mutants Require Import Facts RefuteComputation RefuteComputationForks RefuteGeneral Germs Clouds
  RefuteGeneralEvents.
From Mutants Require RefuteGeneralForks RefuteFields RefuteFieldsForks.
Import ListNotations.
Open Scope Q_scope.

Notation KQ := Q_archimedean.

Lemma answers_admissible (f : nat -> KQ) o : answers_about f o -> admissible f o.
Proof.
  intros A k l. destruct (A k l) as [D C]. split; [exact D |]. apply abs_le_condition in C.
  pose proof (of_Q_self (o k l)). pose proof (of_Q_self (power (1 # 2) l)). in_Q. apply Qabs_Qle_condition. lra.
Qed.

(** An instance at given values; [tac] proves what it assumes. *)
Ltac at_values tac m vs :=
  lazymatch type of m with
  | let _ := _ in _ => cbv zeta in m; at_values tac m vs
  | ?A -> ?B =>
      lazymatch type of A with
      | Prop => let a := fresh in assert (a : A) by (clear m; tac ()); specialize (m a); clear a; at_values tac m vs
      | _ => next_value tac m vs
      end
  | forall x, _ => next_value tac m vs
  | _ => idtac
  end
with next_value tac m vs :=
  lazymatch vs with ?v ;; ?rest => first [specialize (m v) | specialize (m (v _))]; at_values tac m rest end.

Ltac known_facts := cbv beta; first [assumption | reflexivity | exact I | intros; reflexivity | intros;
  discriminate | facts].
Ltac event_facts :=
  cbv beta; first
    [ known_facts
    | exists O; apply none_at_0; facts
    | intros; apply none_first; facts
    | intros; apply none_unseen; facts ].

(** One reading tells apart what it can; these are about members that RefuteFields.v does not go through. *)
Lemma unknown_not {A} (x y : A) : RefuteFields.unknown x <> Some y. Proof. discriminate. Qed.
Lemma unknown_fork_not x y : RefuteFieldsForks.unknown_fork x <> Some y. Proof. discriminate. Qed.
#[global] Hint Resolve unknown_not unknown_fork_not : families.
Ltac each_event := RefuteFields.by_cases 3%nat ltac:(first [exfalso; lia | RefuteFields.an_event]).
#[global] Hint Extern 1 (event _ (ends (RefuteFields.ask _ _ _) _ _)) => each_event : families.
#[global] Hint Extern 1 (event _ (ends (RefuteFields.near_far _ _ _) _ _)) => each_event : families.
#[global] Hint Extern 1 (event _ (ends (RefuteFields.reads _ _ _) _ _)) => each_event : families.

(** ** J, X1 and X2: the members 4^-n of a limit 0 *)

Notation right_over S := (within_of (K := KQ) two_points (0 : KQ) S).
Lemma over_true_not_1 n : ~ right_over (jump_right (S n)) true. Proof. apply not_within. discriminate. Qed.
Lemma over_false_not_0 : ~ right_over (jump_right O) false. Proof. apply not_within. discriminate. Qed.
Lemma over_true_0 : right_over (jump_right O) true. Proof. apply exactly. reflexivity. Qed.
Lemma over_false_1 n : right_over (jump_right (S n)) false. Proof. apply exactly. reflexivity. Qed.
Lemma over_decided n x : right_over (jump_right n) x \/ ~ right_over (jump_right n) x.
Proof.
  destruct n as [| n], x; first [left; apply exactly; reflexivity | right; apply not_within; discriminate].
Qed.
#[global] Hint Resolve over_true_not_1 over_false_not_0 over_true_0 over_false_1 over_decided jump_distance small :
  watched.

Notation jump_at := (jump_answers (K := KQ) nat (a_jump : nat -> nat -> KQ) (fun n : nat => n) (@Some nat)).
Section At.
Let admitted n : admissible (a_jump n) (jump_at n).
Proof. apply answers_admissible, (J_fields_admissible nat (a_jump : nat -> nat -> KQ) (fun n => n));
  [congruence | apply jump_close]. Qed.
Lemma jump_at_unseen : unseen quarter_spot sees_quarter (jump_at O).
Proof. exact (jump_unseen _ admitted). Qed.
Lemma jump_at_seen n : sees_quarter (S n) (asked (jump_at (S n)) (quarter_spot (S n))) = true.
Proof. exact (jump_seen _ admitted n). Qed.
Lemma jump_at_right n : at_least halves (ends (follow (given jump_at (fun _ => True)) (watch quarter_spot sees_quarter
  true false)) (jump_at n) (right_over (jump_right n))) more.
Proof. apply (jump_watched _ admitted (fun n => right_over (jump_right n))); facts. Qed.
Lemma jump_at_flag n : at_least halves (ends (follow (given jump_at (fun _ => True)) (watch quarter_spot sees_quarter
  true false)) (jump_at n)
  (general_flag (follow (given jump_at (fun _ => True)) true_unless_seen) (jump_at n) (right_over (jump_right n))))
    more.
Proof. pose proof jump_at_unseen. apply (jump_watched _ admitted (fun n => general_flag _ (jump_at n) (right_over
  (jump_right n)))); facts. Qed.
Lemma jump_at_veiled n : at_most veil (ends (follow (given jump_at (fun _ => True)) (veiled quarter_spot sees_quarter
  true)) (jump_at n)
  (fun y => snd y = true /\ ~ right_over (jump_right n) (fst y))) 0%F.
Proof.
  destruct n as [| n].
  - apply veiled_bounded. intros [_ N]. apply N. exact over_true_0.
  - apply (veiled_seen quarter_spot sees_quarter true _ _ (S n)). apply jump_at_seen.
Qed.
End At.
Ltac looked_at := pose proof jump_at_unseen; pose proof (jump_at_seen O).
Ltac at_jump tac m rest :=
  at_values tac m (KQ ;; bool ;; two_points ;; nat ;; (a_jump : nat -> nat -> KQ) ;; jump_right ;;
    (fun n : nat => n) ;; (@Some nat) ;;
    (1 : KQ) ;; (0 : KQ) ;; rest).
Ltac watching := constr:(fun D => follow D (watch quarter_spot sees_quarter true false)).
Ltac J_over m :=
  looked_at; pose proof jump_at_right;
  let w := watching in at_jump ltac:(fun _ => event_facts) m (germs ;; halves ;; w ;; more ;; tt);
  exact (more_than_half m).
Ltac refute_GeneralFields_J_fields m :=
  first [ J_over m
        | RefuteFields.J_fields_at_one_reading m ].
Ltac X1_jump_over m :=
  looked_at; pose proof jump_at_flag;
  let w := watching in at_jump ltac:(fun _ => event_facts) m (germs ;; halves ;; (fun D => follow D true_unless_seen) ;;
    w ;; more ;; tt);
  exact (more_than_half m).
Ltac refute_GeneralFields_X1_fields_jump m :=
  first [ X1_jump_over m
        | RefuteFields.X1_fields_jump_at_one_reading m ].
Ltac no_doubling m := vm_compute in m; exact (m eq_refl).
Ltac X2_jump_over m :=
  looked_at; pose proof jump_at_veiled;
  at_jump ltac:(fun _ => first [solve [known_facts] | solve [cbv beta; veiled_facts]]) m
    (Q_field ;; veil ;; (fun D => follow D (veiled quarter_spot sees_quarter true)) ;; (1 : Q_field) ;;
      (0 : Q_field) ;; tt);
  no_doubling m.

(** On a coin's two sides, which no event tells apart, [true] and [false] with the flag, if evaluation 0 is near 0 at
  level 2. *)
Definition blindly : recipe bool (bool * bool) :=
  {| reads := fun _ => [(O, 2%nat)]; answer := fun w vs => Some (w, Qle_bool (hd 0 vs) (1 # 8)) |}.
Definition near_0_at (o : oracle) : bool := Qle_bool (o O 2%nat) (1 # 8).
Section Blindly.
Context {D : oracle -> Prop}.
Implicit Types (o : oracle) (G : bool * bool -> Prop).
Let A := follow D blindly.
Lemma blindly_ends o G w : ends A o G w <-> G (w, near_0_at o).
Proof. exact (follow_ends blindly o G w (Some (w, near_0_at o)) eq_refl). Qed.
Lemma blindly_flags o : near_0_at o = true -> at_least blind (ends A o (fun y => snd y = true)) 1%F.
Proof. intros N. apply blind_likely; [| reflexivity]. intros w. apply blindly_ends. exact N. Qed.
Lemma blindly_event_by m o (g : bool -> Prop) : g true \/ ~ g true -> near_0_at o = true -> event blind (ends_by m A o
  (fun y => g (snd y))).
Proof.
  intros T N. apply blind_event. assert (E : forall w, ends_by m A o (fun y => g (snd y)) w <-> levels m [(O, 2%nat)] /\
    g true).
  { intros w. rewrite <- N. exact (follow_ends_by m blindly o (fun y => g (snd y)) w (Some (w, near_0_at o)) eq_refl). }
  destruct T as [T | T]; [| right; intros w H; apply E in H; tauto].
  destruct (Nat.le_gt_cases 2 m) as [L | L]; [left | right]; intros w.
  - apply E. split; [| exact T]. intros k l [X | []]. injection X as <- <-. exact L.
  - intros H. apply E in H. destruct H as [H _]. specialize (H _ _ (or_introl eq_refl)). lia.
Qed.
Lemma blindly_event o G : (forall w, G (w, near_0_at o)) \/ (forall w, ~ G (w, near_0_at o)) -> event blind (ends A o
  G).
Proof.
  intros [H | H]; apply blind_event; [left | right]; intros w; [apply blindly_ends, H |].
  intros X. apply blindly_ends in X. exact (H w X).
Qed.
Lemma blindly_bounded o G w : ~ G (w, near_0_at o) -> at_most blind (ends A o G) 0%F.
Proof. intros N. apply (blind_bounded _ w); [| reflexivity]. intros H. apply N, blindly_ends, H. Qed.
End Blindly.

(** The first member is far from the limit; only [false] is right about it, or nothing. *)
Notation one_at S := (jump_answers (K := KQ) nat (RefuteFields.three 0 2 0) (fun n : nat => n) S).
Definition nothing_at_1 := RefuteFields.three_sets RefuteFields.is_true RefuteFields.none RefuteFields.is_false.
Lemma one_near n : near_0_at (one_at (@Some nat) n) = negb (n =? 1)%nat.
Proof. destruct n as [| [| n]]; vm_compute; reflexivity. Qed.
Lemma nothing_at_1_apart n : (1 <= n)%nat -> at_distance two_points (1 : KQ) (nothing_at_1 n) (nothing_at_1 O).
Proof. intros L. apply other_points. destruct n as [| [| n]]; [lia | intros x [] |]. intros x X Y. cbn in X, Y.
  congruence. Qed.
Lemma nothing_at_1_true : right_over (nothing_at_1 O) true. Proof. apply exactly. reflexivity. Qed.
Lemma nothing_at_1_false n : right_over (nothing_at_1 (S (S n))) false. Proof. apply exactly. reflexivity. Qed.
Lemma nothing_at_1_none x : ~ right_over (nothing_at_1 1%nat) x. Proof. apply not_within. intros []. Qed.
#[global] Hint Resolve nothing_at_1_apart nothing_at_1_true nothing_at_1_false nothing_at_1_none : watched.

Ltac one_side_is w :=
  apply (blindly_bounded _ _ w); rewrite ?one_near; cbn [fst snd negb Nat.eqb];
  solve [ let N := fresh in intros [_ N]; apply N; facts | let E := fresh in intros [E _]; discriminate E ].
Ltac one_side := first [one_side_is true | one_side_is false].
Ltac blind_facts :=
  cbv beta; first
    [ solve [known_facts]
    | exact (blindly_flags _ (one_near O))
    | intros n; apply (blindly_event_by n _ (fun b => b = true) (or_introl eq_refl) (one_near O))
    | apply blindly_event; rewrite ?one_near; cbn [fst snd negb Nat.eqb];
      solve [ right; intros w [E _]; first [discriminate E | exact (E eq_refl)]
            | left; intros w; split; [reflexivity | facts] ]
    | intros [| [| n]]; one_side ].
Ltac X2_jump_blindly S m :=
  at_values ltac:(fun _ => blind_facts) m (KQ ;; bool ;; two_points ;; nat ;; RefuteFields.three 0 2 0 ;; S ;;
    (fun n : nat => n) ;;
    (@Some nat) ;; (1 : KQ) ;; (0 : KQ) ;; Q_field ;; blind ;; (fun D => follow D blindly) ;; (1 : Q_field) ;;
      (0 : Q_field) ;; tt);
  no_doubling m.
Ltac refute_GeneralFields_X2_fields_jump m :=
  first [ X2_jump_over m
        | X2_jump_blindly jump_right m | X2_jump_blindly nothing_at_1 m
        | RefuteFields.X2_fields_jump_at_one_reading m ].

(** ** K, X1 and X2: members 4^-n from a limit 0, on both branches or on the second one alone *)

Lemma closeness (x y : KQ) n : Qabs (x - y) <= power (1 # 4) n -> (fabs (x - y) <= of_Q (power (1 # 4) n))%F.
Proof.
  intros H. apply Qabs_Qle_condition in H. pose proof (of_Q_self (power (1 # 4) n)). apply abs_le_condition. in_Q. lra.
Qed.
Notation fork_at f := (fork_answers (K := KQ) fork (f : fork -> nat -> KQ) (fun iota : fork => iota)
  VacuityGeneral.fork_index).
Lemma fork_at_admissible (f : fork -> nat -> Q) iota : (forall i n k, (1 <= n)%nat -> Qabs (f (Member i n) k - f Limit
  k) <= power (1 # 4) n) ->
  admissible (f iota) (fork_at f iota).
Proof.
  intros C. apply answers_admissible, (K_fields_admissible fork (f : fork -> nat -> KQ) (fun iota => iota)
    VacuityGeneral.fork_index 1).
  - exact member_fork.
  - apply le_n.
  - intros i n k L. apply closeness, C, L.
Qed.
Lemma second_seen_close i n k : (1 <= n)%nat -> Qabs (second_seen (Member i n) k - second_seen Limit k) <= power (1 # 4)
  n.
Proof.
  intros L. destruct n as [| n]; [lia |]. assert (P : 0 < power (1 # 4) (S n)) by (apply power_positive; reflexivity).
  apply Qabs_Qle_condition. destruct i, k; cbn [second_seen forks a_jump]; lra.
Qed.
Lemma over_alone i n x : ~ right_over (limit_alone (Member i n)) x. Proof. apply not_within. intros []. Qed.
Lemma over_alone_true : right_over (limit_alone Limit) true. Proof. apply exactly. reflexivity. Qed.
Lemma over_alone_apart n n' : (1 <= n)%nat -> (1 <= n')%nat -> at_distance two_points (1 : KQ) (limit_alone (Member One
  n)) (limit_alone (Member Two n')).
Proof. intros _ _ s t r []. Qed.
Lemma over_one n : right_over (fork_right (Member One n)) true. Proof. apply exactly. reflexivity. Qed.
Lemma over_two n : right_over (fork_right (Member Two n)) false. Proof. apply exactly. reflexivity. Qed.
Lemma over_not_one n : ~ right_over (fork_right (Member One n)) false. Proof. apply not_within. discriminate. Qed.
Lemma over_not_two n : ~ right_over (fork_right (Member Two n)) true. Proof. apply not_within. discriminate. Qed.
#[global] Hint Resolve over_alone over_alone_true over_alone_apart over_one over_two over_not_one over_not_two
  fork_distance fork_member : watched.
Notation watching_on f := (follow (given (fork_at f) (fun _ => True)) (watch quarter_spot sees_quarter true false)).
Lemma twin_at_unseen : unseen quarter_spot sees_quarter (fork_at twin Limit).
Proof. apply (quarter_unseen _ _ (fork_at_admissible twin Limit twin_close)). reflexivity. Qed.
Lemma twin_at_seen i n : sees_quarter (S n) (asked (fork_at twin (Member i (S n))) (quarter_spot (S n))) = true.
Proof. apply (quarter_seen _ _ _ (fork_at_admissible twin _ twin_close)). destruct i; reflexivity. Qed.
Lemma twin_at_flag iota : is_input 1 iota -> at_least halves (ends (watching_on twin) (fork_at twin iota)
  (general_flag (follow (given (fork_at twin) (fun _ => True)) true_unless_seen) (fork_at twin iota) (right_over
    (limit_alone iota)))) more.
Proof.
  destruct iota as [| i [| n]]; intros L; [| cbn in L; lia |].
  - pose proof twin_at_unseen. apply right_unseen; [assumption |]. facts.
  - apply (right_seen quarter_spot sees_quarter true false _ _ (S n)); [apply twin_at_seen |]. facts.
Qed.
Lemma second_at_unseen : unseen quarter_spot sees_quarter (fork_at second_seen Limit).
Proof. apply (quarter_unseen _ _ (fork_at_admissible second_seen Limit second_seen_close)). reflexivity. Qed.
Lemma second_at_others i n : i = One \/ n = O -> unseen quarter_spot sees_quarter (fork_at second_seen (Member i n)).
Proof.
  intros H. apply (quarter_unseen _ _ (fork_at_admissible second_seen _ second_seen_close)).
  destruct H as [-> | ->]; [| destruct i]; reflexivity.
Qed.
Lemma second_at_seen n : sees_quarter (S n) (asked (fork_at second_seen (Member Two (S n))) (quarter_spot (S n))) =
  true.
Proof. apply (quarter_seen _ _ _ (fork_at_admissible second_seen _ second_seen_close)). reflexivity. Qed.
(** About the second branch, from member 1 on, [false] is right. *)
Definition second_false (iota : fork) (x : bool) : Prop := match iota with Member Two (S _) => x = false | _ => x = true
  end.
Definition second_or_limit (iota : fork) (x : bool) : Prop := match iota with Limit => True | _ => second_false iota x
  end.
Lemma second_or_limit_apart n n' : (1 <= n)%nat -> (1 <= n')%nat ->
  at_distance two_points (1 : KQ) (second_or_limit (Member One n)) (second_or_limit (Member Two n')).
Proof. intros _ L. apply other_points. destruct n' as [| n']; [lia |]. intros x E E'. cbn in E, E'. congruence. Qed.
#[global] Hint Resolve second_or_limit_apart : watched.
Lemma second_at_right iota : at_least halves (ends (watching_on second_seen) (fork_at second_seen iota) (right_over
  (second_or_limit iota))) more.
Proof.
  destruct iota as [| [|] [| n]].
  - apply right_unseen; [exact second_at_unseen | apply exactly; exact I].
  - apply right_unseen; [apply second_at_others; auto | apply exactly; reflexivity].
  - apply right_unseen; [apply second_at_others; auto | apply exactly; reflexivity].
  - apply right_unseen; [apply second_at_others; auto | apply exactly; reflexivity].
  - apply (right_seen quarter_spot sees_quarter true false _ _ (S n)); [apply second_at_seen | apply exactly;
    reflexivity].
Qed.
Lemma second_at_halts : at_least halves (ends (watching_on second_seen) (fork_at second_seen Limit) (fun _ => True))
  1%F.
Proof. apply surely_halts; exact I. Qed.
Lemma second_at_veiled i n : (1 <= n)%nat -> at_most veil (ends (follow (given (fork_at second_seen) (fun _ => True))
  (veiled quarter_spot sees_quarter true))
  (fork_at second_seen (Member i n)) (fun y => snd y = true /\ ~ right_over (fork_right (Member i n)) (fst y))) 0%F.
Proof.
  intros L. destruct n as [| n]; [lia |]. destruct i.
  - apply veiled_bounded. intros [_ N]. apply N. exact (over_one (S n)).
  - apply (veiled_seen quarter_spot sees_quarter true _ _ (S n)), second_at_seen.
Qed.
Ltac at_fork tac m f S rest :=
  at_values tac m (KQ ;; bool ;; two_points ;; fork ;; (f : fork -> nat -> KQ) ;; S ;; (fun iota : fork => iota) ;;
    VacuityGeneral.fork_index ;;
    (1 : KQ) ;; 1%nat ;; (0 : KQ) ;; rest).
Ltac refute_GeneralFields_K_fields m :=
  first
    [ pose proof second_at_right; let w := watching in
      at_fork ltac:(fun _ => event_facts) m second_seen second_or_limit (germs ;; halves ;; w ;; more ;; tt);
      exact (more_than_half (proj2 m second_at_halts))
    | RefuteFieldsForks.K_fields_at_one_reading m ].
Ltac refute_GeneralFields_W_fields m := RefuteFieldsForks.W_fields_at_one_reading m.
Ltac refute_GeneralFields_X1_fields_fork m :=
  first
    [ pose proof twin_at_unseen; pose proof twin_at_flag; let w := watching in
      at_fork ltac:(fun _ => event_facts) m twin limit_alone (germs ;; halves ;; (fun D => follow D true_unless_seen) ;;
        w ;; more ;; tt);
      exact (more_than_half m)
    | RefuteFieldsForks.X1_fields_fork_at_one_reading m ].

(** The first members are far from the limit, or none is. *)
Notation firsts_at a := (fork_answers (K := KQ) fork (RefuteFieldsForks.fork_firsts a a) (fun iota : fork => iota)
  VacuityGeneral.fork_index).
Lemma firsts_near iota : near_0_at (firsts_at 2 iota) = match iota with Member _ 1 => false | _ => true end.
Proof. destruct iota as [| [|] [| [| n]]]; vm_compute; reflexivity. Qed.
Lemma none_far iota : near_0_at (firsts_at 0 iota) = true.
Proof. destruct iota as [| [|] [| [| n]]]; vm_compute; reflexivity. Qed.
Ltac on_side_of w :=
  apply (blindly_bounded _ _ w); rewrite ?firsts_near, ?none_far; cbn [fst snd];
  solve [ let N := fresh in intros [_ N]; apply N; facts | let E := fresh in intros [E _]; discriminate E ].
Ltac fork_blind_facts :=
  cbv beta; first
    [ solve [known_facts]
    | apply blindly_flags; rewrite ?firsts_near, ?none_far; reflexivity
    | intros n; apply (blindly_event_by n _ (fun b => b = true) (or_introl eq_refl)); rewrite ?firsts_near, ?none_far;
      reflexivity
    | exists O; intros; exfalso; lia
    | intros [| [| n]] L; first [exfalso; lia | apply blindly_event; rewrite ?firsts_near, ?none_far; cbn [fst snd];
        right; intros w [E _]; first [discriminate E | exact (E eq_refl)]]
    | intros i [| [| n]] L; first [exfalso; lia | destruct i; first [on_side_of true | on_side_of false]] ].
Ltac X2_fork_blindly a m :=
  at_fork ltac:(fun _ => fork_blind_facts) m (RefuteFieldsForks.fork_firsts a a) fork_right
    (Q_field ;; blind ;; (fun D => follow D blindly) ;; (1 : Q_field) ;; (0 : Q_field) ;; tt);
  no_doubling m.
Ltac refute_GeneralFields_X2_fields_fork m :=
  let alone f S := (RefuteFieldsForks.fork_at m f S (@Some fork) 0
    (RefuteFields.sure ;; RefuteFields.reads (true, true) (true, false) ;; 1 ;; 0 ;; tt)) in
  first
    [ alone (RefuteFieldsForks.fork_firsts 2 0) RefuteFieldsForks.first_alone
    | alone (RefuteFieldsForks.fork_firsts 0 2) RefuteFieldsForks.first_alone'
    | pose proof second_at_unseen; pose proof second_at_veiled;
      at_fork ltac:(fun _ => first [solve [known_facts] | solve [cbv beta; veiled_facts]]) m second_seen fork_right
        (Q_field ;; veil ;; (fun D => follow D (veiled quarter_spot sees_quarter true)) ;; (1 : Q_field) ;;
          (0 : Q_field) ;; tt);
      no_doubling m
    | X2_fork_blindly 2 m | X2_fork_blindly 0 m
    | RefuteFieldsForks.X2_fields_fork_at_one_reading m ].

(** What is wrong about either branch can be told apart on either branch's answers. *)
Ltac prove_GeneralFields_X2_fields_fork :=
  first
    [ intros K M d Omega f Xi member index kappa first Hi Ap alpha L F P A h c E Ev H C;
      let by_ b1 b2 b3 := (refine (RefuteGeneralForks.false_flags_by P (fun iota => fork_answers Omega f member index
        (member iota))
        (fun iota => within_of d alpha (Xi (member iota))) first b1 b2 b3 A h c _ (fun i n _ => field_inputs_occur Omega
          f member index (Member i n))
        (field_inputs_occur Omega f member index Limit) (field_fork_alike Omega f member index first Hi)
        (fun n x N => within_of_not_both d kappa alpha _ _ x (Ap n n N N) L) E Ev H C); discriminate) in
      first [ by_ One Two Two | by_ Two One One ]
    | RefuteFieldsForks.X2_fields_fork_holds ].
