(** * Mutants of J, X1 and X2 that ask for other events than the theorems, or for none

    Clouds.v says why, for J and X1.  For X2: outcome n raises the flag unless it sees member n; so each member is told
    apart on one outcome, and where no event tells outcomes apart that makes the inner probability of a false flag 0. *)

From Coq Require Import QArith Qabs List Lqa Lia PeanoNat.
From Barriers Require Import OrderedFields ProbabilitySpaces Algorithms Computation GeneralAlgorithms GeneralFamilies.
From Barriers Require Import TrustBarriers VacuityComputation VacuityGeneral.
From Mutants Require Import RefuteComputation RefuteComputationForks RefuteGeneral Germs Clouds.
Import ListNotations.
Open Scope Q_scope.

(** ** Members 4^-n from a limit 0: seen at level 2 n + 2, whatever the answers are *)

Definition quarter_spot (n : nat) : nat * nat := (O, 2 * n + 2)%nat.
Definition sees_quarter (n : nat) (v : Q) : bool := negb (Qle_bool v ((1 # 2) * power (1 # 4) n)).

Lemma two_levels n : power (1 # 2) (2 * n + 2) == (1 # 4) * power (1 # 4) n.
Proof.
  induction n as [| n IH]; [reflexivity |]. replace (2 * S n + 2)%nat with (S (S (2 * n + 2))) by lia.
  cbn [power]. rewrite IH. ring.
Qed.
Lemma quarter_unseen f o : admissible f o -> f O == 0 -> unseen quarter_spot sees_quarter o.
Proof.
  intros A E n. unfold sees_quarter. rewrite Bool.negb_false_iff. apply Qle_bool_iff. unfold asked.
    cbn [quarter_spot fst snd].
  destruct (A O (2 * n + 2)%nat) as [_ C]. rewrite E, two_levels in C. apply Qabs_Qle_condition in C.
  assert (0 < power (1 # 4) n) by (apply power_positive; reflexivity). lra.
Qed.
Lemma quarter_seen f o n : admissible f o -> f O == power (1 # 4) n -> sees_quarter n (asked o (quarter_spot n)) = true.
Proof.
  intros A E. unfold sees_quarter. rewrite Bool.negb_true_iff. apply Bool.not_true_iff_false. rewrite Qle_bool_iff.
  unfold asked. cbn [quarter_spot fst snd]. destruct (A O (2 * n + 2)%nat) as [_ C]. rewrite E, two_levels in C.
  apply Qabs_Qle_condition in C. assert (0 < power (1 # 4) n) by (apply power_positive; reflexivity). lra.
Qed.
Notation quarters := (watch quarter_spot sees_quarter).
Lemma quarters_deep : (1 <= snd (quarter_spot 1))%nat. Proof. cbn. lia. Qed.

(** What an instance knows: which answers are about the limit, which about members. *)
Ltac facts := first [ assumption | reflexivity | exact Logic.I | apply quarters_deep | solve [eauto 4 with watched
  nocore] ].
Ltac watched m :=
  lazymatch type of m with
  | (?A -> ?B) =>
      lazymatch type of A with
      | Prop =>
          let a := fresh in
          assert (a : A) by (clear m; first
            [ exists O; apply none_at_0; facts
            | intros; apply none_first; facts
            | intros; apply none_unseen; facts
            | facts ]);
          specialize (m a); watched m
      end
  | _ => exact (more_than_half m)
  end.
Create HintDb watched.

(** ** J *)

Lemma true_not_1 n : ~ accurate d 0 (jump_right (S n)) true.
Proof. apply not_accurate. discriminate. Qed.
Lemma false_not_0 : ~ accurate d 0 (jump_right 0) false.
Proof. apply not_accurate. discriminate. Qed.
Lemma true_0 : accurate d 0 (jump_right 0) true. Proof. apply discrete_accurate. reflexivity. Qed.
Lemma false_1 n : accurate d 0 (jump_right (S n)) false. Proof. apply discrete_accurate. reflexivity. Qed.
#[global] Hint Resolve true_not_1 false_not_0 true_0 false_1 jump_decided : watched.
Lemma jump_apart n : (1 <= n)%nat -> apart d 1 (jump_right n) (jump_right 0).
Proof. destruct n as [| n]; [lia |]. intros _ s t r S T [_ E]. apply Qnot_lt_le. intros L. specialize (E L). cbn in *.
  congruence. Qed.
#[global] Hint Resolve jump_apart a_jump_close : watched.

Section Jump.
Context (information : nat -> oracle) (admitted : forall n, admissible (a_jump n) (information n)) {D : oracle -> Prop}.
Lemma jump_unseen : unseen quarter_spot sees_quarter (information 0).
Proof. apply (quarter_unseen _ _ (admitted 0)). reflexivity. Qed.
Lemma jump_seen n : sees_quarter (S n) (asked (information (S n)) (quarter_spot (S n))) = true.
Proof. apply (quarter_seen _ _ _ (admitted (S n))). reflexivity. Qed.
Lemma jump_watched (right : nat -> bool -> Prop) : right O true -> (forall n, right (S n) false) ->
  forall n, at_least halves (ends (follow D (quarters true false)) (information n) (right n)) more.
Proof. intros R0 R [| n]; [apply right_unseen; [apply jump_unseen | exact R0] | apply (right_seen _ _ _ _ _ _ _
  (jump_seen n)), R]. Qed.
End Jump.

Ltac J_without_events m :=
  let i := fresh "i" in let I := fresh "I" in let B := fresh "B" in
  first [ specialize (m bool d a_jump jump_right 1) | specialize (m bool d nat a_jump jump_right (fun n => n) Some 1) ];
  repeat lazymatch type of m with
    | ?A -> _ => let a := fresh in assert (a : A) by (clear m; first [intros; congruence | facts]); specialize (m a)
    end;
  destruct m as (i & I & B); specialize (B 0 eq_refl germs halves (follow _ (quarters true false)) more);
  pose proof (jump_unseen i I); pose proof (jump_seen i I 0);
  pose proof (jump_watched i I (D := given i (fun _ => True)) (fun n => accurate d 0 (jump_right n)) true_0 false_1);
  watched B.

(** ** X1 *)

(** Says [true] unless it sees member 1. *)
Definition true_unless_seen : recipe unit bool :=
  {| reads := fun _ => [quarter_spot 1]; answer := fun _ vs => if sees_quarter 1 (hd 0 vs) then None else Some true |}.
Lemma unless_unseen o : unseen quarter_spot sees_quarter o -> answered true_unless_seen o tt = Some true.
Proof. intros U. unfold answered. cbn. rewrite (U 1%nat). reflexivity. Qed.
Lemma unless_seen o : sees_quarter 1 (asked o (quarter_spot 1)) = true -> answered true_unless_seen o tt = None.
Proof. intros S. unfold answered. cbn. rewrite S. reflexivity. Qed.

Section Flag.
Context {D : oracle -> Prop} (o : oracle) (G : bool -> Prop).
Let flag := general_flag (follow D true_unless_seen) o G.
Lemma flag_true : unseen quarter_spot sees_quarter o -> G true -> flag true.
Proof. intros U H. apply (follow_ends _ _ _ _ _ (unless_unseen o U)), H. Qed.
Lemma flag_not_false : unseen quarter_spot sees_quarter o -> G true -> ~ flag false.
Proof. intros U H N. exact (N (flag_true U H)). Qed.
Lemma flag_false : ~ G true -> flag false.
Proof.
  intros N H. destruct (sees_quarter 1 (asked o (quarter_spot 1))) eqn:S.
  - apply (follow_ends _ _ _ _ _ (unless_seen o S)) in H. exact H.
  - apply (follow_ends _ _ _ _ (Some true)) in H; [exact (N H) |]. unfold answered. cbn. rewrite S. reflexivity.
Qed.
Lemma flag_not_true : ~ G true -> ~ flag true.
Proof. intros N H. exact (flag_false N H). Qed.
Lemma flag_seen : sees_quarter 1 (asked o (quarter_spot 1)) = true -> flag false.
Proof. intros S H. apply (follow_ends _ _ _ _ _ (unless_seen o S)) in H. exact H. Qed.
Lemma flag_seen_not_true : sees_quarter 1 (asked o (quarter_spot 1)) = true -> ~ flag true.
Proof. intros S H. exact (flag_seen S H). Qed.
End Flag.
#[global] Hint Resolve flag_true flag_not_false flag_false flag_not_true flag_seen flag_seen_not_true or_introl
  or_intror : watched.

Lemma more_above : (of_Q (1 # 2) < more)%F.
Proof. apply lt_not_le, more_than_half. Qed.
#[global] Hint Resolve more_above : watched.

Lemma a_jump_admissible n : admissible (a_jump n) (jump_information a_jump n).
Proof. apply J_admissible, a_jump_close. Qed.
Ltac X1_jump_without_events m :=
  let U := fresh "U" in let S := fresh "S" in let W := fresh "W" in
  pose proof (jump_unseen _ a_jump_admissible) as U; pose proof (jump_seen _ a_jump_admissible 0) as S;
  assert (W : forall n, at_least halves (ends (follow everywhere (quarters true false)) (jump_information a_jump n)
    (general_flag (follow everywhere true_unless_seen) (jump_information a_jump n) (accurate d 0 (jump_right n)))) more)
    by (apply (jump_watched _ a_jump_admissible); facts);
  specialize (m bool d a_jump jump_right 1 0 jump_apart eq_refl germs halves everywhere (fun _ => Logic.I)
    (follow _ true_unless_seen) (follow _ (quarters true false)));
  repeat lazymatch type of m with
    | forall b : carrier germs, _ => specialize (m more)
    | ?A -> _ =>
      let a := fresh in assert (a : A) by (clear m; first
        [ exists O; apply none_at_0; facts | intros; apply none_first; facts | intros; apply none_unseen;
          facts | facts ]); specialize (m a)
    end;
  first [ exact (more_than_half m) | destruct m as [m _]; refine (flag_not_false _ _ _ _ m); facts ].

(** The same for a fork: members of both branches 4^-n from the limit. *)
Definition twin : fork -> nat -> Q := forks 0 a_jump a_jump.
Definition limit_alone (iota : fork) (x : bool) : Prop := match iota with Limit => x = true | Member _ _ => False end.
Lemma twin_close i n k : (1 <= n)%nat -> Qabs (twin (Member i n) k - twin Limit k) <= power (1 # 4) n.
Proof.
  intros L. destruct n as [| n]; [lia |].
  assert (P : 0 < power (1 # 4) (S n)) by (apply power_positive; reflexivity).
  apply Qabs_Qle_condition. destruct i, k; cbn [twin forks a_jump]; lra.
Qed.
Lemma twin_admissible iota : is_input 1 iota -> admissible (twin iota) (fork_information twin iota).
Proof. apply K_admissible; [apply le_n | apply twin_close]. Qed.
Lemma limit_alone_apart n n' : (1 <= n)%nat -> (1 <= n')%nat ->
  apart d 1 (limit_alone (Member One n)) (limit_alone (Member Two n')).
Proof. intros _ _ s t r []. Qed.
Lemma limit_alone_member i n x : ~ accurate d 0 (limit_alone (Member i n)) x.
Proof. apply not_accurate. intros []. Qed.
Lemma limit_alone_true : accurate d 0 (limit_alone Limit) true. Proof. apply discrete_accurate. reflexivity. Qed.
#[global] Hint Resolve limit_alone_apart limit_alone_member limit_alone_true : watched.
Lemma twin_unseen : unseen quarter_spot sees_quarter (fork_information twin Limit).
Proof. apply (quarter_unseen _ _ (twin_admissible Limit Logic.I)). reflexivity. Qed.
Lemma twin_seen i n : sees_quarter (S n) (asked (fork_information twin (Member i (S n))) (quarter_spot (S n))) = true.
Proof. apply (quarter_seen (twin (Member i (S n)))); [apply twin_admissible; cbn; lia | destruct i; reflexivity]. Qed.
Lemma twin_watched iota : is_input 1 iota ->
  at_least halves (ends (follow everywhere (quarters true false)) (fork_information twin iota)
    (general_flag (follow everywhere true_unless_seen) (fork_information twin iota) (accurate d 0 (limit_alone iota))))
      more.
Proof.
  destruct iota as [| i [| n]]; intros L; [| cbn in L; lia |].
  - pose proof twin_unseen. apply right_unseen; [assumption |]. facts.
  - apply (right_seen quarter_spot sees_quarter true false _ _ (S n)); [apply twin_seen |]. facts.
Qed.
Ltac X1_fork_without_events m :=
  let U := fresh "U" in let W := fresh "W" in
  pose proof twin_unseen as U; pose proof twin_watched as W;
  specialize (m bool d twin limit_alone 1 0 1%nat limit_alone_apart eq_refl germs halves everywhere (fun _ _ _ =>
    Logic.I) Logic.I
    (follow _ true_unless_seen) (follow _ (quarters true false)));
  repeat lazymatch type of m with
    | forall b : carrier germs, _ => specialize (m more)
    | ?A -> _ =>
      let a := fresh in assert (a : A) by (clear m; first
        [ exists O; apply none_at_0; facts | intros; apply none_first; facts | intros; apply none_unseen;
          facts | facts ]); specialize (m a)
    end;
  first [ exact (more_than_half m) | destruct m as [m _]; refine (flag_not_false _ _ _ _ m); facts ].

(** ** X2: outcomes that no event tells apart *)

Definition veil : probability_space Q_field.
Proof.
  refine {| outcome := nat : Type;
            Pr := fun A (p : Q_field) => ((forall w, A w) /\ p == 1)%Q \/ ((forall w, ~ A w) /\ p == 0)%Q |}.
  - left. split; [trivial | reflexivity].
  - intros A B p q [[HA Ep] | [HA Ep]] [[HB Eq] | [HB Eq]] I; change (p <= q)%Q; rewrite Ep, Eq; try lra.
    destruct (HB O (I O (HA O))).
  - intros A B p q [[HA Ep] | [HA Ep]] [[HB Eq] | [HB Eq]].
    + exists 1, 0. split; [left; split; [auto | reflexivity] |]. split; [right; split; [| reflexivity] |].
      * intros w [_ N]. exact (N (HB w)).
      * change (p == 1 + 0)%Q. rewrite Ep. reflexivity.
    + exists 0, 1. split; [right; split; [| reflexivity] |].
      * intros w [_ W]. exact (HB w W).
      * split; [left; split; [auto | reflexivity] |]. change (p == 0 + 1)%Q. rewrite Ep. reflexivity.
    + exists 0, 0. split; [right; split; [| reflexivity] | split; [right; split; [| reflexivity] |]].
      * intros w [W _]. exact (HA w W).
      * intros w [W _]. exact (HA w W).
      * change (p == 0 + 0)%Q. rewrite Ep. reflexivity.
    + exists 0, 0. split; [right; split; [| reflexivity] | split; [right; split; [| reflexivity] |]].
      * intros w [W _]. exact (HA w W).
      * intros w [W _]. exact (HA w W).
      * change (p == 0 + 0)%Q. rewrite Ep. reflexivity.
  - intros A B p E I HB U e He. change (0 < e)%Q in He. destruct HB as [[HB Ep] | [HB Ep]].
    + destruct (proj1 (U O) (HB O)) as [n W]. destruct (E n) as [q [[HA Eq] | [HA Eq]]]; [| destruct (HA _ W)].
      exists n, q. split; [left; auto |]. change (p - e < q)%Q. rewrite Ep, Eq. lra.
    + destruct (E O) as [q [[HA Eq] | [HA Eq]]]; [destruct (HB O); apply U; exists O; apply HA |].
      exists O, q. split; [right; auto |]. change (p - e < q)%Q. rewrite Ep, Eq. lra.
Defined.
Lemma veil_none (A : nat -> Prop) : (forall w, ~ A w) -> event veil A.
Proof. intros H. exists 0. right. split; [exact H | reflexivity]. Qed.
Lemma veil_all (A : nat -> Prop) : (forall w, A w) -> at_least veil A 1%F.
Proof. intros H. exists A, 1. split; [left; split; [exact H | reflexivity] |]. split; [auto | apply le_refl]. Qed.
Lemma veil_bounded (A : nat -> Prop) w : ~ A w -> at_most veil A 0%F.
Proof. intros N p (B & q & [[H E] | [H E]] & I & L); [destruct (N (I w (H w))) |]. change (p <= q)%Q in L.
  change (p <= 0)%Q. lra. Qed.

(** Outcome n says [true], with the flag, unless it sees member n or 1. *)
Section Veiled.
Context {M : Type} (spots : nat -> nat * nat) (sees : nat -> Q -> bool) (x0 : M).
Definition veiled : recipe nat (M * bool) :=
  {| reads := fun n => [spots 1%nat; spots n];
     answer := fun n vs => if (sees 1%nat (hd 0 vs) || sees n (hd 0 (tl vs)))%bool then None else Some (x0, true) |}.
Hypothesis deep : (1 <= snd (spots 1))%nat.
Context {D : oracle -> Prop}.
Let A := follow D veiled.
Implicit Types (o : oracle) (G : M * bool -> Prop).
Lemma veiled_unseen o G : unseen spots sees o -> G (x0, true) -> at_least veil (ends A o G) 1%F.
Proof.
  intros U H. apply veil_all. intros w. apply (follow_ends _ _ _ _ (Some (x0, true))); [| exact H].
  unfold answered. cbn. rewrite (U 1%nat), (U w). reflexivity.
Qed.
Lemma veiled_answer o w : answered veiled o w = None \/ answered veiled o w = Some (x0, true).
Proof. unfold answered. cbn. destruct (_ || _)%bool; auto. Qed.
Lemma veiled_never o G w : ~ G (x0, true) -> ~ ends A o G w.
Proof.
  intros N H. destruct (veiled_answer o w) as [E | E]; apply (follow_ends _ _ _ _ _ E) in H; [exact H | exact (N H)].
Qed.
Lemma veiled_seen o G n : sees n (asked o (spots n)) = true -> at_most veil (ends A o G) 0%F.
Proof.
  intros S. apply (veil_bounded _ n). intros H. apply (follow_ends _ _ _ _ None) in H; [exact H |].
  unfold answered. cbn. rewrite S, Bool.orb_true_r. reflexivity.
Qed.
Lemma veiled_bounded o G : ~ G (x0, true) -> at_most veil (ends A o G) 0%F.
Proof. intros N. apply (veil_bounded _ O), veiled_never, N. Qed.
Lemma veiled_event o G : ~ G (x0, true) -> event veil (ends A o G).
Proof. intros N. apply veil_none. intros w. apply veiled_never, N. Qed.
Lemma veiled_event_by m o G : ~ G (x0, true) -> event veil (ends_by m A o G).
Proof. intros N. apply veil_none. intros w H. apply ends_by_ends in H. exact (veiled_never o G w N H). Qed.
Lemma veiled_first m o G : sees 1%nat (asked o (spots 1)) = true -> event veil (ends_by m A o G).
Proof.
  intros S. apply veil_none. intros w H. apply ends_by_ends, (follow_ends _ _ _ _ None) in H; [exact H |].
  unfold answered. cbn. rewrite S. reflexivity.
Qed.
Lemma veiled_at_0 o G : event veil (ends_by 0 A o G).
Proof.
  apply veil_none. intros w (x & read & [-> _] & _ & L). assert (snd (spots 1) <= 0)%nat; [| lia].
  apply (L (fst (spots 1))). rewrite <- surjective_pairing. left. reflexivity.
Qed.
End Veiled.
Notation veiled_quarters := (veiled quarter_spot sees_quarter true).

Ltac veiled_facts := first [ assumption | intros; veiled_fact ]
with veiled_fact :=
  first
    [ exact Logic.I | discriminate
    | exists O; apply veiled_at_0; apply quarters_deep
    | apply veiled_first; facts
    | first [apply veiled_event_by | apply veiled_event | apply veiled_bounded]; cbn [fst snd];
      solve [ intros E; discriminate E | intros E; apply E; reflexivity | intros [E _]; discriminate E | intros [_ N];
        apply N; facts ]
    | apply veiled_unseen; facts ].
Ltac veiled_at m :=
  repeat lazymatch type of m with
    | ?A -> _ => let a := fresh in assert (a : A) by (clear m; solve [veiled_facts]); specialize (m a)
    end;
  lazymatch type of m with _ -> _ => fail | _ => vm_compute in m; exact (m eq_refl) end.
Lemma jump_veiled n : at_most veil (ends (follow everywhere veiled_quarters) (jump_information a_jump n)
  (fun y => snd y = true /\ ~ accurate d 0 (jump_right n) (fst y))) 0%F.
Proof.
  destruct n as [| n].
  - apply veiled_bounded. intros [_ N]. apply N. exact true_0.
  - apply (veiled_seen quarter_spot sees_quarter true _ _ (S n)). apply (jump_seen _ a_jump_admissible n).
Qed.
Ltac X2_jump_without_events m :=
  let U := fresh "U" in let S := fresh "S" in let C := fresh "C" in
  pose proof (jump_unseen _ a_jump_admissible) as U; pose proof (jump_seen _ a_jump_admissible 0) as S;
  pose proof jump_veiled as C;
  specialize (m bool d a_jump jump_right 1 0 jump_apart eq_refl Q_field veil everywhere (fun _ => Logic.I)
    (follow _ veiled_quarters) 1%F 0%F);
  veiled_at m.

(** Only members of the second branch are seen. *)
Definition second_seen : fork -> nat -> Q := forks 0 (fun _ _ => 0) a_jump.
Lemma second_admissible iota : is_input 1 iota -> admissible (second_seen iota) (fork_information second_seen iota).
Proof.
  apply K_admissible; [lia |]. intros i n k L. destruct n as [| n]; [lia |].
  assert (P : 0 < power (1 # 4) (S n)) by (apply power_positive; reflexivity).
  apply Qabs_Qle_condition. destruct i, k; cbn [second_seen forks a_jump]; lra.
Qed.
Lemma second_unseen : unseen quarter_spot sees_quarter (fork_information second_seen Limit).
Proof. apply (quarter_unseen _ _ (second_admissible Limit Logic.I)). reflexivity. Qed.
Lemma second_is_seen n : sees_quarter (S n) (asked (fork_information second_seen (Member Two (S n))) (quarter_spot (S
  n))) = true.
Proof. apply (quarter_seen (second_seen (Member Two (S n)))); [apply second_admissible; cbn; lia | reflexivity]. Qed.
Lemma fork_apart n n' : (1 <= n)%nat -> (1 <= n')%nat -> apart d 1 (fork_right (Member One n)) (fork_right (Member Two
  n')).
Proof. intros _ _ s t r S T [_ E]. apply Qnot_lt_le. intros L. specialize (E L). cbn in *. congruence. Qed.
Lemma true_one n : accurate d 0 (fork_right (Member One n)) true. Proof. apply discrete_accurate. reflexivity. Qed.
#[global] Hint Resolve true_one : watched.
Lemma fork_veiled i n : (1 <= n)%nat -> at_most veil (ends (follow everywhere veiled_quarters)
  (fork_information second_seen (Member i n)) (fun y => snd y = true /\ ~ accurate d 0 (fork_right (Member i n)) (fst
    y))) 0%F.
Proof.
  intros L. destruct n as [| n]; [lia |]. destruct i.
  - apply veiled_bounded. intros [_ N]. apply N. exact (true_one (S n)).
  - apply (veiled_seen quarter_spot sees_quarter true _ _ (S n)), second_is_seen.
Qed.
Ltac X2_fork_without_events m :=
  let U := fresh "U" in let C := fresh "C" in
  pose proof second_unseen as U;
  pose proof fork_veiled as C;
  specialize (m bool d second_seen fork_right 1 0 1%nat fork_apart eq_refl Q_field veil everywhere (fun _ _ _ =>
    Logic.I) Logic.I
    (follow _ veiled_quarters) 1%F 0%F);
  veiled_at m.
