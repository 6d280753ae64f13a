(** * Mutants of K, W, X1 and X2 for general algorithms: forks, and a search that never ends on the limit *)

From Coq Require Import QArith Qround Qabs List Lqa Lia PeanoNat.
From Barriers Require Import OrderedFields Archimedean ProbabilitySpaces Algorithms Computation.
From Barriers Require Import GeneralAlgorithms GeneralForks GeneralFields TrustBarriers VacuityComputation
  VacuityFields.
From Barriers Require VacuityGeneral.
From Mutants Require Import Verdicts Facts RefuteFields.
Import ListNotations.
Open Scope Q_scope.

(** ** Families *)

(** Evaluation 0: of the limit 0, of the branches 2 and -2. *)
Definition split_fork (iota : fork) (k : nat) : KQ :=
  match iota with Limit => 0 | Member One _ => 2 | Member Two _ => -2 # 1 end.
(** The first members of the branches are [a] and [b], all others 0. *)
Definition fork_firsts (a b : Q) (iota : fork) (k : nat) : KQ :=
  match iota with Limit => 0 | Member One n => three 0 a 0 n k | Member Two n => three 0 b 0 n k end.
Definition fork_sets (l : bool -> Prop) (a b : nat -> bool -> Prop) (iota : fork) : bool -> Prop :=
  match iota with Limit => l | Member One n => a n | Member Two n => b n end.
Definition each (s : bool -> Prop) (n : nat) : bool -> Prop := s.
Definition fork_ends (iota : fork) (x : Q) : Prop :=
  match iota with Limit => x = 0 \/ x = 1 | Member One _ => x = 0 | Member Two _ => x = 1 end.
Definition anything (x : bool) : Prop := True.
Definition all_forks (iota : fork) : bool -> Prop := anything.
(** The limit, and the first branch: members 0, 1 and all others; the second is as the limit. *)
Definition forks_of (l x y z : Q) (iota : fork) (k : nat) : KQ :=
  match iota with Limit => l | Member One n => three x y z n k | Member Two n => l end.
Definition shifted_fork (iota : fork) : option fork := match iota with Member One 1 => Some (Member One 6) | _ => None
  end.
(** The limit 0, all members 2. *)
Definition above_fork (iota : fork) (k : nat) : KQ := match iota with Limit => 0 | Member _ _ => 2 end.
Definition two_above (iota : fork) (k : nat) : KQ := match iota with Member Two _ => 2 | _ => 0 end.
Definition unknown_fork (iota : fork) : option fork := None.
Definition limit_known (iota : fork) : option fork := match iota with Limit => Some Limit | _ => None end.
Definition first_alone := fork_sets is_true but_one (each is_true).
Definition first_alone' := fork_sets is_true (each is_true) but_one.
Definition fork_one_only := fork_sets none (three_sets none is_true none) (each none).
Definition same_first := fork_sets anything (three_sets is_true is_true is_false) (each is_true).
Definition same_first' := fork_sets anything (each is_true) (three_sets is_true is_true is_false).
Definition same_later := fork_sets anything but_one (each is_true).
Definition same_later' := fork_sets anything (each is_true) but_one.

(** ** Two thirds *)

(** On a third of the outcomes [true], on a third [false], on a third the branch, read until a reading is beyond 1/2. *)
Definition small (v : Q) : Prop := - (1 # 2) <= v <= 1 # 2.
Definition thirds (D : oracle -> Prop) : general_algorithm D outcomes bool.
Proof.
  refine {| halts := fun w o z read => match w with
    | Some b => z = b /\ read = []
    | None => exists l, read = map (fun i => (O, i)) (seq 0 (S l)) /\ (forall i, (i < l)%nat -> small (o O i)) /\
        (1 # 2 < o O l /\ z = true \/ o O l < - (1 # 2) /\ z = false)
    end |}.
  - intros [b |] o z z' read read' _; [intros [E _] [E' _]; congruence |].
    intros (l & _ & L & H) (l' & _ & L' & H'). assert (E : l = l').
    { destruct (Nat.lt_trichotomy l l') as [C | [C | C]]; [| exact C |].
      - specialize (L' l C). unfold small in L'. exfalso. destruct H as [[H _] | [H _]]; lra.
      - specialize (L l' C). unfold small in L. exfalso. destruct H' as [[H' _] | [H' _]]; lra. }
    subst l'. destruct H as [[H ->] | [H ->]], H' as [[H' ->] | [H' ->]]; try reflexivity; exfalso; lra.
  - intros [b |] o o' z read _ _ A; [intros H; exact H |]. intros (l & -> & L & H). exists l. split; [reflexivity |].
    assert (S : forall i, (i <= l)%nat -> o O i = o' O i).
    { intros i Hi. apply A, in_map_iff. exists i. split; [reflexivity | apply in_seq; lia]. }
    split; [intros i Hi; rewrite <- (S i) by lia; apply L, Hi | rewrite <- (S l) by lia; exact H].
Defined.

Notation fork_info f := (fork_answers (K := KQ) fork f (fun iota => iota) (@Some fork)).

Lemma near_half (x : Q) n : x - (1 # 2) <= rounded (K := KQ) x n <= x + (1 # 2).
Proof.
  pose proof (rounded_error (K := KQ) x n) as E. pose proof (power_half_decreases 1 (S n) ltac:(lia)) as L.
  apply abs_le_condition in E. pose proof (of_Q_self (rounded (K := KQ) x n)). pose proof (of_Q_self (power (1 # 2) (S
    n))).
  change (power (1 # 2) 1) with ((1 # 2) * 1) in L. in_Q. lra.
Qed.

Lemma search_ends D i n : ends (thirds D) (fork_info split_fork (Member i n)) (fun x => x = match i with One => true |
  Two => false end) None.
Proof.
  exists (match i with One => true | Two => false end), (map (fun i => (O, i)) (seq 0 (S (S n)))). split;
    [| reflexivity].
  exists (S n). split; [reflexivity |].
  assert (A : forall l, fork_info split_fork (Member i n) O l = if (l <=? n)%nat then rounded (K := KQ) 0%Q l else
    rounded (split_fork (Member i n) O) l)
    by reflexivity.
  split.
  - intros l L. rewrite A, (proj2 (Nat.leb_le l n)) by lia. pose proof (near_half 0%Q l). unfold small. lra.
  - rewrite A. replace (S n <=? n)%nat with false by (symmetry; apply Nat.leb_gt; lia).
    pose proof (near_half (split_fork (Member i n) O) (S n)) as H.
    destruct i; cbn [split_fork] in *; [left | right]; split; try reflexivity; lra.
Qed.
Lemma search_fails D x read : halts (thirds D) None (fork_info split_fork Limit) x read -> False.
Proof.
  intros (l & _ & _ & H). pose proof (near_half 0%Q l) as E. change (fork_info split_fork Limit O l) with (rounded (K :=
    KQ) 0%Q l) in H.
  destruct H as [[H _] | [H _]]; lra.
Qed.
Lemma coin_ends D b o (G : bool -> Prop) : G b -> ends (thirds D) o G (Some b).
Proof. intros H. exists b, []. split; [split; reflexivity | exact H]. Qed.

Lemma thirds_succeed D iota : at_least third (ends (thirds D) (fork_info split_fork iota) (within_of two_points (0 : KQ)
  (fork_right iota))) (2 # 3).
Proof.
  assert (R : forall x, fork_right iota x -> within_of two_points (0 : KQ) (fork_right iota) x) by (intros x;
    apply exactly).
  destruct iota as [| [|] n].
  - apply (weighted_reach _ _ _ _ _ true true false); try (intros _; apply coin_ends, R; exact I);
    [apply reach_no | discriminate].
  - apply (weighted_reach _ _ _ _ _ true false true); [intros _; apply coin_ends, R; reflexivity | apply reach_no | |
    discriminate].
    intros _. generalize (search_ends D One n). apply ends_weaken. intros x ->. apply R. reflexivity.
  - apply (weighted_reach _ _ _ _ _ false true true); [apply reach_no | intros _; apply coin_ends, R;
    reflexivity | | discriminate].
    intros _. generalize (search_ends D Two n). apply ends_weaken. intros x ->. apply R. reflexivity.
Qed.
Lemma thirds_halt D m : event third (ends_by m (thirds D) (fork_info split_fork Limit) (fun _ => True)).
Proof.
  apply weighted_event; [left | left | right].
  - exists true, []. split; [split; reflexivity |]. split; [exact I | intros k n []].
  - exists false, []. split; [split; reflexivity |]. split; [exact I | intros k n []].
  - intros (x & read & H & _). exact (search_fails D x read H).
Qed.
Lemma thirds_nothing D o (G : bool -> Prop) : at_least third (ends (thirds D) o G) 0.
Proof. apply (VacuityGeneral.nothing_is_certain third). Qed.
#[global] Hint Resolve thirds_succeed thirds_halt thirds_nothing : families.

(** Of one input, whatever is asked. *)
Definition cheats : general_algorithm (given (fork_info split_fork) (fun omega => omega = Limit)) outcomes bool.
Proof.
  refine {| halts := fun w o z read => z = Qle_bool 1 (o O 2%nat) /\ read = [] |}.
  - intros w o z z' read read' _ [E _] [E' _]. congruence.
  - intros w o o' z read (i & -> & ->) (i' & -> & ->) _ H. exact H.
Defined.
Lemma cheats_succeeds i n : n = 1%nat -> at_least sure (ends cheats (fork_info split_fork (Member i n)) (within_of
  two_points (0 : KQ) (fork_right (Member i n)))) 1.
Proof.
  intros ->. apply (weighted_reach _ _ _ _ _ true false false); [| apply reach_no | apply reach_no | discriminate].
    intros _.
  exists (match i with One => true | Two => false end), [].
  split; [split; [destruct i; vm_compute; reflexivity | reflexivity] | apply exactly; destruct i; reflexivity].
Qed.
Lemma cheats_read m o : reads_levels m cheats o. Proof. intros w z read [_ ->] k n []. Qed.
#[global] Hint Resolve cheats_read : families.
#[global] Hint Extern 1 (at_least sure (ends cheats _ _) _) => apply cheats_succeeds; reflexivity : families.

(** ** K, W, X1 and X2 *)

Ltac fork_at m f S index alpha rest :=
  refuted_at m (KQ ;; bool ;; two_points ;; fork ;; f ;; S ;; (fun iota : fork => iota) ;; index ;; 1 ;; 1%nat ;;
    alpha ;; FQ ;; rest).
Ltac fork_line m rest :=
  refuted_at m (KQ ;; Q ;; line_over ;; fork ;; split_fork ;; fork_ends ;; (fun iota : fork => iota) ;; (@Some fork) ;;
    1 ;; 1%nat ;;
    (1 # 2) ;; FQ ;; sure ;; rest).

Ltac K_fields_at_one_reading m :=
  let go f S index alpha P A b := (fork_at m f S index alpha (P ;; A ;; b ;; tt)) in
  first
    [ go split_fork fork_right (@Some fork) 0 third thirds (2 # 3)
    | go split_fork fork_right (@Some fork) 0 fair tosses (1 # 2) | go split_fork fork_right (@Some fork) 0 fair tosses
      0
    | go split_fork fork_right (@Some fork) 0 sure yes_says 1 | go split_fork all_forks (@Some fork) 0 sure yes_says 1
    | go split_fork fork_right (@Some fork) 1 sure yes_says 1
    | go (fork_firsts 2 0) first_alone (@Some fork) 0 sure (reads true false) 1
    | go (fork_firsts 0 2) first_alone' (@Some fork) 0 sure (reads true false) 1
    | go split_fork fork_right unknown_fork 0 sure (reads false true) 1 | go split_fork fork_right limit_known 0 sure
      (reads false true) 1
    | fork_line m (says (W := outcomes) (1 # 2) ;; 1 ;; tt) ].
Ltac W_fields_at_one_reading m :=
  let go f S index alpha P k b A := (fork_at m f S index alpha (P ;; k ;; b ;; A ;; tt)) in
  first
    [ go split_fork fork_right (@Some fork) 0 fair O (1 # 2) tosses | go split_fork fork_right (@Some fork) 0 fair O 0
      tosses
    | go split_fork same_first (@Some fork) 0 sure O 1 yes_says | go split_fork same_first' (@Some fork) 0 sure O 1
      yes_says
    | go split_fork same_later (@Some fork) 0 sure 1%nat 1 yes_says | go split_fork same_later' (@Some fork) 0 sure
      1%nat 1 yes_says
    | go split_fork all_forks (@Some fork) 0 sure O 1 yes_says | go split_fork fork_right (@Some fork) 0 sure O 1
      yes_says
    | go split_fork fork_right (@Some fork) 1 sure O 1 yes_says
    | go split_fork fork_right (@Some fork) 0 sure O 1 (reads false true) | go split_fork fork_right (@Some fork) 0 sure
      O 1 cheats
    | go split_fork fork_right unknown_fork 0 sure 2%nat 1 (reads false true) | go split_fork fork_right limit_known 0
      sure 2%nat 1 (reads false true)
    | fork_line m (O ;; 1 ;; says (W := outcomes) (1 # 2) ;; tt) ].
Ltac X1_fields_fork_at_one_reading m :=
  let go f S index alpha P t E b := (fork_at m f S index alpha (P ;; t ;; E ;; b ;; tt)) in
  first
    [ go split_fork fork_right (@Some fork) 0 fair yes_always tosses (1 # 2) | go split_fork fork_right (@Some fork) 0
      fair yes_always tosses 0
    | go (fork_firsts 2 0) first_alone (@Some fork) 0 sure yes_always (reads true false) 1
    | go (fork_firsts 0 2) first_alone' (@Some fork) 0 sure yes_always (reads true false) 1
    | go (fork_firsts 2 0) fork_one_only (@Some fork) 0 sure yes_always (reads false true) 1
    | go split_fork all_forks (@Some fork) 0 sure yes_always yes_says 1 | go split_fork fork_right (@Some fork) 1 sure
      yes_always yes_says 1
    | go split_fork fork_right (@Some fork) 0 sure silent_always no_says 1 | go split_fork fork_right (@Some fork) 0
      sure yes_always yes_says 1
    | go two_above fork_right unknown_fork 0 sure yes_always (reads true false) 1
    | go two_above fork_right limit_known 0 sure yes_always (reads true false) 1
    | fork_line m (says (W := unit) (1 # 2) ;; yes_says ;; 1 ;; tt) ].

Ltac X2_fields_fork_at_one_reading m :=
  let go f S index alpha P A h c := (fork_at m f S index alpha (P ;; A ;; h ;; c ;; tt)) in
  let both := constr:(flips (true, true) (false, true)) in
  let flagged := constr:(says (W := outcomes) (true, true)) in let unflagged := constr:(says (W := outcomes) (true,
    false)) in
  let careful := constr:(reads (true, true) (true, false)) in
  first
    [ go split_fork fork_right (@Some fork) 0 fair both 1 (1 # 2)
    | fork_line m (says (W := outcomes) (1 # 2, true) ;; 1 ;; 0 ;; tt)
    | go split_fork fork_right (@Some fork) 0 fair both 1 1
    | go (fork_firsts 2 0) first_alone (@Some fork) 0 sure careful 1 0 | go (fork_firsts 0 2) first_alone' (@Some fork)
      0 sure careful 1 0
    | go (fork_firsts 2 2) fork_right (@Some fork) 0 sure careful 1 0
    | go split_fork all_forks (@Some fork) 0 sure flagged 1 0 | go split_fork fork_right (@Some fork) 1 sure flagged 1 0
    | go split_fork fork_right (@Some fork) 0 sure flagged 1 0 | go split_fork fork_right (@Some fork) 0 sure unflagged
      0 0
    | go split_fork fork_right (@Some fork) 0 sure unflagged 0 1 | go split_fork fork_right (@Some fork) 0 sure
      unflagged 1 0
    | go split_fork fork_right (@Some fork) 0 fair both 1 0 | go split_fork fork_right (@Some fork) 0 sure unflagged (-1
      # 1) 0
    | go above_fork fork_right unknown_fork 0 sure careful 1 0 | go above_fork fork_right limit_known 0 sure careful 1 0
      ].

(** ** What holds *)

Lemma later_input first iota : is_input (S first) iota -> is_input first iota.
Proof. destruct iota as [| i n]; unfold is_input; [auto | lia]. Qed.
Ltac no_fork_both d kappa alpha Ap L :=
  let n := fresh "n" in let x := fresh "x" in let Hn := fresh "Hn" in let X := fresh "X" in let Y := fresh "Y" in
  intros n x Hn X Y;
  first
    [ exact (within_of_not_both d kappa alpha _ _ x (Ap n n ltac:(lia) ltac:(lia)) L X Y)
    | exact (over_three_are_enough d kappa alpha _ _ (Ap n n ltac:(lia) ltac:(lia)) x L X Y)
    | exact (within_of_not_both d kappa alpha _ _ x (Ap n n ltac:(lia) ltac:(lia)) L X X)
    | exact (within_of_not_both d kappa alpha _ _ x (Ap n n ltac:(lia) ltac:(lia)) L Y Y) ].
Ltac known_fork f Xi member index N Hi alpha lemma :=
  lazymatch goal with
  | d : metric_over _ _, P : probability_space _ |- _ =>
      eapply (lemma _ P _ _ (fun iota => fork_answers _ f member index (member iota)) (fun iota => within_of d alpha (Xi
        (member iota))) N
        (fun i n _ => field_inputs_occur _ f member index (Member i n))
        (field_fork_alike _ f member index N ltac:(first [exact Hi | intros; apply Hi, later_input; assumption])))
  end.
Ltac from_some lemma_at first := first [lemma_at first | lemma_at (S first)].

Ltac prove_GeneralFields_K_fields :=
  first
    [ exists KQ, bool, two_points, fork, split_fork, fork_right, (fun iota : fork => iota), (@Some fork), 1, 1%nat;
      exact (@K_fields KQ bool two_points fork split_fork fork_right (fun iota : fork => iota) (@Some fork) 1 1)
    | intros; exists FQ, sure, (silent _), 0; cbv zeta; intros; split; intros; vm_compute; discriminate
    | intros K M d Omega f Xi member index kappa first Hi Ap alpha L F P A b; cbv zeta; intros E B;
      pose proof (K_fields d Omega f Xi member index kappa first) as T;
      let at_ N :=
        (split;
         [ known_fork f Xi member index N Hi alpha @fork_any;
           [no_fork_both d kappa alpha Ap L | exact (field_inputs_occur _ f member index Limit) | exact E | intros;
             apply B]
         | let H := fresh in intros H;
           first [ exfalso; apply at_least_one in H; apply (lt_not_le 1 $2)%F in H; [exact H | fra] |
           known_fork f Xi member index N Hi alpha @fork_halting;
           [no_fork_both d kappa alpha Ap L | exact (field_inputs_occur _ f member index Limit) | exact E | exact H |
             intros; apply B]] ]) in
      first [at_ first | at_ (S first)] ].
Lemma W_any {K : archimedean_field} {M} (d : metric_over K M) (Omega : Type) (f : Omega -> nat -> K)
    (Xi : Omega -> M -> Prop) (member : fork -> Omega) (index : Omega -> option fork) first (alpha : K) :
  (forall iota, is_input first iota -> index (member iota) = Some iota) ->
  (forall n x, (first <= n)%nat -> within_of d alpha (Xi (member (Member One n))) x -> within_of d alpha (Xi (member
    (Member Two n))) x -> False) ->
  forall (F : ordered_field) (P : probability_space F) m (b : F)
    (A : general_algorithm (given (fork_answers Omega f member index) (fun omega => omega <> member Limit)) (outcome P)
      M) n,
  (m <= n)%nat -> (first <= n)%nat ->
  reads_levels m A (fork_answers Omega f member index (member (Member One n))) \/
  reads_levels m A (fork_answers Omega f member index (member (Member Two n))) ->
  (forall i, at_least P (ends A (fork_answers Omega f member index (member (Member i n)))
     (within_of d alpha (Xi (member (Member i n))))) b) -> (b <= $(1 # 2))%F.
Proof.
  intros Hi N F P m b A n Hm Hn R B.
  assert (O : forall i, given (fork_answers Omega f member index) (fun omega => omega <> member Limit) (fork_answers
    Omega f member index (member (Member i n)))).
  { intros i. exists (member (Member i n)). split; [| reflexivity]. intros E. pose proof (Hi (Member i n) Hn) as E'.
    rewrite E, (Hi Limit I) in E'. discriminate. }
  assert (Al : forall i j, agree m (fork_answers Omega f member index (member (Member i n))) (fork_answers Omega f
    member index (member (Member j n)))).
  { intros i j k l Hl. pose proof (field_fork_alike Omega f member index first Hi) as Al.
    transitivity (fork_answers Omega f member index (member Limit) k l);
      [symmetry; apply (Al i m n Hn Hm k l Hl) | apply (Al j m n Hn Hm k l Hl)]. }
  assert (b + b <= 1)%F; [| fra]. destruct R as [R | R].
  - apply (W_general_sum P A _ _ _ _ m b b (O One) (O Two) (Al One Two) (fun x => N n x Hn) R (B One) (B Two)).
  - apply (W_general_sum P A _ _ _ _ m b b (O Two) (O One) (Al Two One) (fun x X Y => N n x Hn Y X) R (B Two) (B One)).
Qed.
Ltac prove_GeneralFields_W_fields :=
  first
    [ exists KQ, bool, two_points, fork, split_fork, fork_right, (fun iota : fork => iota), (@Some fork), 1, 1%nat;
      exact (@W_fields KQ bool two_points fork split_fork fork_right (fun iota : fork => iota) (@Some fork) 1 1)
    | intros; exists FQ, sure, O, 0, (silent _); cbv zeta; intros; vm_compute; discriminate
    | intros K M d Omega f Xi member index kappa first Hi Ap alpha L F P m b A; cbv zeta; intros R B;
      eapply (W_any d Omega f Xi member index first alpha Hi) with (5 := B) (m := m);
      [no_fork_both d kappa alpha Ap L | lia | lia | first [left; exact R | right; exact R]] ].
Ltac prove_GeneralFields_X1_fields_fork :=
  first
    [ exists KQ, bool, two_points, fork, split_fork, fork_right, (fun iota : fork => iota), (@Some fork), 1, 1%nat;
      exact (@X1_fields_fork KQ bool two_points fork split_fork fork_right (fun iota : fork => iota) (@Some fork) 1 1)
    | intros; exists FQ, sure, (silent _), (silent _), 0; cbv zeta; intros; vm_compute; discriminate
    | intros K M d Omega f Xi member index kappa first Hi Ap alpha L F P t E b; cbv zeta; intros C H B;
      let at_ N :=
        (known_fork f Xi member index N Hi alpha @fork_flags;
         [ no_fork_both d kappa alpha Ap L | exact (field_inputs_occur _ f member index Limit) | exact C
         | first [exact H | destruct H as [H | H]; [left; exact H | right; intros n0; destruct (H n0) as (n & Hn & Y);
           exists n;
             split; [exact Hn | exists One; apply Y]]]
         | intros; apply B; first [assumption | apply later_input; assumption]]) in
      first [at_ first | at_ (S first)] ].
Ltac X2_fields_fork_holds :=
  first
    [ exists KQ, bool, two_points, fork, split_fork, fork_right, (fun iota : fork => iota), (@Some fork), 1, 1%nat;
      exact (@X2_fields_fork KQ bool two_points fork split_fork fork_right (fun iota : fork => iota) (@Some fork) 1 1)
    | intros; exists FQ, sure, (silent _), 0, 0; cbv zeta; intros; vm_compute; discriminate
    | intros K M d Omega f Xi member index kappa first Hi Ap alpha L F P A h c E Ev H C;
      first [ apply (le_trans _ ($2 * c)%F); [| apply (three_times c), (C One first (le_n first) fzero),
        VacuityGeneral.nothing_is_certain ] | idtac ];
      let at_ N :=
        (known_fork f Xi member index N Hi alpha @fork_false_flags;
         [ no_fork_both d kappa alpha Ap L | exact (field_inputs_occur _ f member index Limit) | exact E
         | intros; apply Ev; lia | exact H | intros; apply C; lia]) in
      first [at_ first | at_ (S first)] ].

Ltac refute_GeneralFields_K_fields_admissible m :=
  let go f index first at_ := (refuted_at m (KQ ;; fork ;; f ;; (fun iota : fork => iota) ;; index ;; first ;; at_ ;;
    tt)) in
  let input := constr:(VacuityGeneral.fork_index) in
  first
    [ go (forks_of (3 # 4) (-1 # 4) (3 # 4) (3 # 4)) (@Some fork) O (Member One 0)
    | go (forks_of 0 8 0 0) input 1%nat (Member One 0) | go (forks_of 0 0 8 0) input 1%nat (Member One 1)
    | go (forks_of 0 0 0 8) input 1%nat (Member One 2)
    | go (forks_of (7 # 24) (7 # 24) (-1 # 24) (7 # 24)) input 1%nat (Member One 1)
    | go (forks_of 0 0 (1 # 4) 0) shifted_fork 1%nat (Member One 1) ].
Lemma any_input omega iota : Some omega = Some iota -> is_input 0 iota /\ omega = iota.
Proof. intros [= ->]. split; [destruct iota; cbn; auto; lia | reflexivity]. Qed.
Lemma shifted_apart omega iota : shifted_fork omega = Some iota -> is_input 1 iota /\ omega <> iota.
Proof. destruct omega as [| [|] [| [| n]]]; intros [= <-]. split; [cbn; lia | discriminate]. Qed.
#[global] Hint Resolve member_fork any_input shifted_apart : families.
Lemma no_family {Omega} (member : fork -> Omega) (index : Omega -> option fork) first : (1 <= first)%nat ->
  ~ forall omega iota, index omega <> Some iota -> is_input first iota /\ omega = member iota.
Proof.
  intros L H. destruct (index (member Limit)) as [[| [|] n] |] eqn:E.
  - destruct (H (member Limit) (Member One 0)) as [C _]; [congruence | cbn in C; lia].
  - destruct (H (member Limit) (Member Two 0)) as [C _]; [congruence | cbn in C; lia].
  - destruct (H (member Limit) (Member One 0)) as [C _]; [congruence | cbn in C; lia].
  - destruct (H (member Limit) (Member One 0)) as [C _]; [congruence | cbn in C; lia].
Qed.
Ltac prove_GeneralFields_K_fields_admissible :=
  intros K Omega f member index first;
  first
    [ intros H O _; exfalso; exact (no_family member index first O H)
    | intros H O C; exists (member Limit); apply (K_fields_admissible Omega f member index first); assumption
    | intros H O C; apply (K_fields_admissible Omega f member index first); [exact H | lia |]; intros i n k Hn;
      first [ apply (closer _ (1 # 5)); [discriminate | discriminate | apply C, Hn] | apply (closer _ (0 # 4));
        [discriminate | discriminate | apply C, Hn] ] ].
