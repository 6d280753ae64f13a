(** * Mutants about general algorithms and families that fork: K, W, X1, X2 *)

From Coq Require Import QArith Qround Qabs List Lqa Lia PeanoNat.
From Barriers Require Import OrderedFields ProbabilitySpaces Algorithms Computation GeneralAlgorithms GeneralForks.
From Barriers Require Import GeneralFamilies TrustBarriers VacuityComputation.
From Barriers Require Import VacuityGeneral.
From Mutants Require Import Verdicts Facts RefuteComputation RefuteComputationForks RefuteFlags RefuteGeneral.
From Mutants Require Import RefuteGeneralFamilies.
From Mutants Require RefuteGeneralEvents Clouds.
Import ListNotations.
Open Scope Q_scope.

(** ** What holds *)

Section Fork.
Context {F : ordered_field} (P : probability_space F) {D : oracle -> Prop} {M : Type}.
Variables (answers : fork -> oracle) (right : fork -> M -> Prop) (first less : nat).
Hypothesis members_occur : forall i n, (first <= n)%nat -> (1 <= n)%nat -> D (answers (Member i n)).
Hypothesis answered_alike : forall i m n, (first <= n)%nat -> (m < n)%nat -> agree m (answers Limit) (answers (Member
  i n)).

Lemma levels_half (A : general_algorithm D (outcome P) M) i m n (b : F) : (m < n)%nat -> (first <= n)%nat ->
  (forall x, right (Member One n) x -> right (Member Two n) x -> False) ->
  reads_levels m A (answers (Member i n)) ->
  (forall i, at_least P (ends A (answers (Member i n)) (right (Member i n))) b) -> (b <= $(1 # 2))%F.
Proof.
  intros Hm Hn E R B. assert (b + b <= 1)%F; [| fra].
  assert (Ag : forall i j, agree m (answers (Member i n)) (answers (Member j n))).
  { intros j j' k l L. rewrite <- (answered_alike j m n Hn Hm k l L). apply (answered_alike j' m n Hn Hm k l L). }
  destruct i.
  - apply (W_general_sum P A _ _ (right (Member One n)) (right (Member Two n)) m) with (3 := Ag One Two); auto;
    apply members_occur; lia.
  - apply (W_general_sum P A _ _ (right (Member Two n)) (right (Member One n)) m) with (3 := Ag Two One); auto;
    try (apply members_occur; lia).
    intros x X Y. exact (E x Y X).
Qed.

Hypothesis limit_occurs : D (answers Limit).
Hypothesis not_both : forall n x, (less <= n)%nat -> (first <= n)%nat -> right (Member One n) x -> right (Member Two
  n) x -> False.

Lemma from_halting (A : general_algorithm D (outcome P) M) (b h : F) :
  (forall m, ProbabilitySpaces.event P (ends_by m A (answers Limit) (fun _ => True))) ->
  at_least P (ends A (answers Limit) (fun _ => True)) h ->
  (forall i n, (first <= n)%nat -> at_least P (ends A (answers (Member i n)) (right (Member i n))) b) ->
  (b + b <= $2 - h)%F.
Proof.
  intros E H B. destruct (lt_le_dec ($2 - h) (b + b))%F as [L |]; [| assumption]. exfalso.
  destruct (ends_by_some_level P A _ _ h ($(1 # 2) * (b + b - ($2 - h)))%F E H) as [m Hm]; [fra |].
  pose (n := S (first + m + less)%nat).
  assert (b + b <= $2 - (h - $(1 # 2) * (b + b - ($2 - h))))%F; [| fra].
  apply (K_general_sum P A (answers Limit) (answers (Member One n)) (answers (Member Two n))
    (right (Member One n)) (right (Member Two n)) m); try apply limit_occurs;
    try apply members_occur; try apply answered_alike; try apply B; try (unfold n; lia).
  - intros x. apply not_both; unfold n; lia.
  - exact Hm.
Qed.
Lemma halting_half (A : general_algorithm D (outcome P) M) (b : F) :
  (forall m, ProbabilitySpaces.event P (ends_by m A (answers Limit) (fun _ => True))) ->
  at_least P (ends A (answers Limit) (fun _ => True)) 1%F ->
  (forall iota, is_input first iota -> at_least P (ends A (answers iota) (right iota)) b) -> (b <= $(1 # 2))%F.
Proof.
  intros E H B. assert (b + b <= $2 - 1)%F; [| fra]. apply (from_halting A b 1%F E H). intros i n L. apply B, L.
Qed.
Lemma any_two_thirds (A : general_algorithm D (outcome P) M) (b : F) :
  (forall m, ProbabilitySpaces.event P (ends_by m A (answers Limit) (fun _ => True))) ->
  (forall iota, is_input first iota -> at_least P (ends A (answers iota) (right iota)) b) -> (b <= $(2 # 3))%F.
Proof.
  intros E B. assert (b + b <= $2 - b)%F; [| fra]. apply (from_halting A b b E); [| intros i n L; apply B, L].
  generalize (B Limit I). apply at_least_within; [| apply le_refl]. intros w. apply ends_weaken. auto.
Qed.
End Fork.

(** K and W for all inputs among which is such a family; it need not be known which ones they are. *)
Lemma general_fork {M} (d : metric M) (Omega : Type) (f : Omega -> nat -> Q) (Xi : Omega -> M -> Prop)
    (member : fork -> Omega) (first : nat) :
  (forall i n k, (first <= n)%nat -> Qabs (f (member (Member i n)) k - f (member Limit) k) <= power (1 # 2) n) ->
  exists information, (forall iota, admissible (f iota) (information iota)) /\
    forall alpha (inputs inputs' : Omega -> Prop),
      (forall n x, (first <= n)%nat -> (1 <= n)%nat -> accurate d alpha (Xi (member (Member One n))) x ->
        accurate d alpha (Xi (member (Member Two n))) x -> False) ->
      (forall iota, is_input first iota -> inputs (member iota)) ->
      (forall i n, (first <= n)%nat -> (1 <= n)%nat -> inputs' (member (Member i n))) ->
      K_bounds d member inputs Xi information alpha first /\ W_bound d member inputs' Xi information alpha first.
Proof.
  intros C. exists (as_if f (member Limit)). split; [apply as_if_admissible |].
  intros alpha inputs inputs' E I1 I2.
  assert (Ag : forall i m n, (first <= n)%nat -> (m < n)%nat ->
    agree m (as_if f (member Limit) (member Limit)) (as_if f (member Limit) (member (Member i n)))).
  { intros i m n Hn Hm. apply (as_if_agrees f _ _ n m Hm). intros k. apply C, Hn. }
  split.
  - intros F P A b success H B.
    assert (O : forall iota, is_input first iota -> given (as_if f (member Limit)) inputs (as_if f (member Limit)
      (member iota)))
      by (intros iota Hi; exists (member iota); auto).
    split; [| intros H1].
    + apply (any_two_thirds P (fun iota => as_if f (member Limit) (member iota)) (fun iota => accurate d alpha (Xi
      (member iota)))
        first 1 (fun i n Hn _ => O (Member i n) Hn) Ag (O Limit I) (fun n x N Hn => E n x Hn N) A b H B).
    + apply (halting_half P (fun iota => as_if f (member Limit) (member iota)) (fun iota => accurate d alpha (Xi
      (member iota)))
        first 1 (fun i n Hn _ => O (Member i n) Hn) Ag (O Limit I) (fun n x N Hn => E n x Hn N) A b H H1 B).
  - intros F P A b m n R B.
    apply (levels_half P (fun iota => as_if f (member Limit) (member iota)) (fun iota => accurate d alpha (Xi (member
      iota)))
      first (fun i k Hk K => ex_intro _ (member (Member i k)) (conj (I2 i k Hk K) eq_refl)) Ag A One m n b); auto;
        unfold n; try lia.
    intros x. apply E; lia.
Qed.

Ltac fork_close C :=
  let i := fresh in let n := fresh in let k := fresh in let N := fresh in
  intros i n k N; eapply Qle_trans; [apply C; lia |]; apply power_grows; lra.
Ltac fork_not_both A L :=
  let n := fresh in let x := fresh in let N := fresh in let O := fresh in let X := fresh in let Y := fresh in
  intros n x N O X Y;
  first
    [ exact (three_are_enough _ _ _ _ _ x (A n n ltac:(lia) ltac:(lia)) L X Y)
    | exact (accurate_not_both _ _ _ _ _ x (A n n ltac:(lia) ltac:(lia)) L X Y)
    | exact (accurate_not_both _ _ _ _ _ x (A n n ltac:(lia) ltac:(lia)) L X X)
    | exact (accurate_not_both _ _ _ _ _ x (A n n ltac:(lia) ltac:(lia)) L Y Y) ].
Ltac fork_general d f S member first C A :=
  let i := fresh "i" in let I := fresh "I" in let B := fresh "B" in let alpha := fresh "alpha" in let L := fresh "L" in
  destruct (general_fork d _ f S member first ltac:(fork_close C)) as (i & I & B); exists i; split; [intros; apply I |];
  intros alpha L.
Ltac prove_GeneralFamilies_K_general :=
  intros M d f S kappa first;
  let go C A := (
    let i := fresh "i" in let I := fresh "I" in let B := fresh "B" in let alpha := fresh "alpha" in let L := fresh "L"
      in
    destruct (general_fork d _ f S (fun iota => iota) first ltac:(fork_close C)) as (i & I & B); exists i; split;
      [intros; apply I |];
    intros alpha L; apply (B alpha); [fork_not_both A L | trivial | intros; split; [assumption | discriminate]]) in
  first [intros _ C A; go C A | intros C A; go C A].
Ltac prove_GeneralFamilies_K_general_larger :=
  intros M d Omega f S member index kappa first;
  let go J C A := (
    let i := fresh "i" in let I := fresh "I" in let B := fresh "B" in let alpha := fresh "alpha" in let L := fresh "L"
      in
    destruct (general_fork d _ f S member first ltac:(fork_close C)) as (i & I & B); exists i; split; [intros;
      apply I |];
    intros alpha L; apply (B alpha); [fork_not_both A L | trivial |];
    let j := fresh in let n := fresh in let Hn := fresh in let E := fresh in let E' := fresh in
    intros j n Hn _ E; pose proof (J (Member j n) Hn) as E'; rewrite E, (J Limit Logic.I) in E'; discriminate E') in
  first
    [ (* the answers about one input alone are asked to be admissible *)
      let I1 := fresh in let I2 := fresh in let F1 := fresh in let C := fresh in let A := fresh in let i := fresh in
      let I := fresh in let B := fresh in
      intros I1 I2 F1 C A; destruct (K_general_larger d Omega f S member index kappa first I1 I2 F1 C A) as (i & I & B);
      exists i; split; [exists (member Limit); apply I | exact B]
    | intros J _ _ C A; go J C A | intros J _ C A; go J C A | intros J C A; go J C A].

(** ** K *)

Ltac fork_instances at_ :=
  first
    [ at_ Q line a_fork fork_ends (1 # 2) (faces 0) (@says nat Q (1 # 2)) 1 O
    | at_ bool d a_fork fork_right 1 (faces 0) yes 1 O
    | at_ bool d a_fork fork_right 0 (faces 1) toss (1 # 2) O
    | at_ bool d a_fork all_forks 0 (faces 0) yes 1 O
    | at_ bool d fork_first_far second 0 (faces 0) (@coarse_0 nat) 1 O
    | at_ bool d a_fork same_first 0 (faces 0) yes 1 O | at_ bool d a_fork same_first' 0 (faces 0) yes 1 O
    | at_ bool d a_fork same_later 0 (faces 0) yes 1 1%nat | at_ bool d a_fork same_later' 0 (faces 0) yes 1 1%nat
    | at_ bool d fork_far second 0 (faces 0) (@near_0 nat) 1 5%nat
    | at_ bool d fork_one_close second 0 (faces 0) (@near_0 nat) 1 5%nat ].
Ltac refute_GeneralFamilies_K_general m :=
  let at_ M D f S alpha P A b l :=
    (refuted_at m (M ;; D ;; f ;; S ;; 1 ;; 1%nat ;; wrong_fork_information ;; alpha ;; Q_field ;; P ;; A ;; b ;;
      l ;; tt)) in
  first [ refuted_at m (bool ;; d ;; fork_zero ;; fork_right ;; 1 ;; 1%nat ;; wrong_fork_information ;; Limit ;;
    tt) | fork_instances at_ ].
(** The inputs, found by their index. *)
Lemma indexed omega iota : fork_index omega = Some iota -> is_input 1 iota /\ omega = iota.
Proof.
  destruct omega as [| i [| n]]; intros E; try discriminate; injection E as <-;
    split; try reflexivity; simpl; auto; lia.
Qed.
Ltac K_larger_hyps m :=
  repeat lazymatch type of m with
    | ?A -> _ =>
        let a := fresh in
        assert (a : A) by (clear m; first [ solve [intros; apply indexed; assumption] | solve [supposed] ]);
          specialize (m a)
    end.
Ltac K_larger_at m M D f S alpha P A b l :=
  specialize (m M D fork f S (fun iota : fork => iota) fork_index 1 1%nat); cbv beta in m; K_larger_hyps m;
  refuted_at m (wrong_fork_information ;; alpha ;; Q_field ;; P ;; A ;; b ;; l ;; tt).

(** The limit and the first branch are one input, the second branch others, found by no index: so what is told of the
    first branch is no answer about an input of W, and an algorithm may do on it what it likes. *)
Definition one_is_limit (iota : fork) : nat := match iota with Member Two n => n | _ => O end.
Definition never_found (omega : nat) : option fork := None.
Definition limit_wrong (omega : nat) (x : bool) : Prop := match omega with O => x = true | S _ => x = false end.
Lemma limit_wrong_apart n n' : (1 <= n)%nat -> (1 <= n')%nat ->
  apart d 1 (limit_wrong (one_is_limit (Member One n))) (limit_wrong (one_is_limit (Member Two n'))).
Proof.
  intros _ L s t r S T [_ E]. apply Qnot_lt_le. intros B. specialize (E B). destruct n' as [| n']; [lia |]. cbn in *.
    congruence.
Qed.
Lemma one_is_limit_close i n k : (1 <= n)%nat ->
  Qabs (a_jump (one_is_limit (Member i n)) k - a_jump (one_is_limit Limit) k) <= power (1 # 4) n.
Proof.
  intros L. destruct n as [| n]; [lia |]. assert (P : 0 < power (1 # 4) (S n)) by (apply power_positive; reflexivity).
  apply Qabs_Qle_condition. destruct i; cbn [one_is_limit a_jump]; lra.
Qed.
Section Outside.
Context (information : nat -> oracle) (admitted : forall n, admissible (a_jump n) (information n)).
Lemma limit_not_asked : ~ given information (fun omega => omega <> O) (information O).
Proof.
  intros ([| n] & N & E); [exact (N eq_refl) |].
  pose proof (RefuteGeneralEvents.jump_unseen information admitted (S n)) as U.
  pose proof (RefuteGeneralEvents.jump_seen information admitted n) as V. unfold asked in *. rewrite E in U. congruence.
Qed.
End Outside.
Ltac K_larger_outside m :=
  let i := fresh "i" in let I := fresh "I" in let B := fresh "B" in
  specialize (m bool d nat a_jump limit_wrong one_is_limit never_found 1 1%nat);
  repeat lazymatch type of m with
    | ?A -> _ =>
        let a := fresh in assert (a : A) by (clear m; first
          [ apply one_is_limit_close | apply limit_wrong_apart | apply le_n | intros; discriminate
          | exists (Member One 0); intros E; cbn in E; lia ]);
        specialize (m a)
    end;
  destruct m as (i & I & B); destruct (B 0 eq_refl) as [_ W]; clear B; unfold W_bound in W;
  specialize (W Q_field (faces 0) (follow_there _ anything (@says nat bool false)) 1 O); cbv zeta in W;
  vm_compute (Nat.max _ _) in W;
  let N := fresh "N" in pose proof (limit_not_asked i I) as N;
  let h := fresh in
  assert (h : at_least (faces 0) (ends (follow_there (given i (fun omega => omega <> one_is_limit Limit)) anything
    (@says nat bool false))
    (i O) (accurate d 0 (limit_wrong O))) 1)
    by (eapply (likely 0); [apply hit; [apply odd_ends with (x := true); [exact N | exact Logic.I | apply
      discrete_accurate; reflexivity] | apply counted_none] | reflexivity]);
  let h' := fresh in
  assert (h' : at_least (faces 0) (ends (follow_there (given i (fun omega => omega <> one_is_limit Limit)) anything
    (@says nat bool false))
    (i 1%nat) (accurate d 0 (limit_wrong 1))) 1)
    by (eapply (likely 0); [apply hit; [| apply counted_none] | reflexivity];
        apply there_ends; [exists 1%nat; split; [discriminate | reflexivity] |];
        apply (follow_ends _ _ _ _ (Some false)); [reflexivity | apply discrete_accurate; reflexivity]);
  specialize (W ltac:(apply odd_reads; exact N) ltac:(intros [|]; [exact h | exact h']));
  vm_compute in W; exact (W eq_refl).

(** If the limit alone is an input of W, the answers about members are none. *)
Ltac K_larger_limit m :=
  let i := fresh "i" in let I := fresh "I" in let B := fresh "B" in
  specialize (m bool d fork RefuteGeneralEvents.twin fork_right (fun iota : fork => iota) fork_index 1 1%nat);
  cbv beta in m;
  repeat lazymatch type of m with
    | ?A -> _ =>
        let a := fresh in assert (a : A) by (clear m; first
          [ exact indexed | apply RefuteGeneralEvents.twin_close | apply RefuteGeneralEvents.fork_apart | apply le_n |
            solve [supposed] ]);
        specialize (m a)
    end;
  destruct m as (i & I & B); destruct (B 0 eq_refl) as [_ W]; clear B; unfold W_bound in W;
  let N := fresh "N" in
  assert (N : forall j, ~ given i (fun omega => omega = Limit) (i (Member j 1)))
    by (intros j (iota & -> & E); pose proof (RefuteGeneralEvents.quarter_unseen _ _ (I Limit) (Qeq_refl 0) 1%nat) as U;
        assert (V := RefuteGeneralEvents.quarter_seen _ _ 1 (I (Member j 1)));
        unfold asked in U, V; rewrite <- E in U; rewrite U in V; assert (false = true) by (apply V; destruct j;
          reflexivity); discriminate);
  specialize (W Q_field (faces 0) (follow_there _ anything (@says nat bool false)) 1 O); cbv zeta in W;
  vm_compute (Nat.max _ _) in W;
  specialize (W ltac:(apply odd_reads; apply N));
  let h := fresh in
  assert (h : forall j, at_least (faces 0) (ends (follow_there (given i (fun omega => omega = Limit)) anything (@says
    nat bool false))
    (i (Member j 1)) (accurate d 0 (fork_right (Member j 1)))) 1)
    by (intros j; eapply (likely 0); [apply hit; [| apply counted_none] | reflexivity];
        apply odd_ends with (x := match j with One => true | Two => false end);
        [apply N | exact Logic.I | apply discrete_accurate; destruct j; reflexivity]);
  specialize (W h); vm_compute in W; exact (W eq_refl).

Ltac refute_GeneralFamilies_K_general_larger m :=
  let at_ M D f S alpha P A b l := (K_larger_at m M D f S alpha P A b l) in
  first [ K_larger_outside m | K_larger_limit m
        | specialize (m bool d fork fork_zero fork_right (fun iota : fork => iota) fork_index 1 1%nat); cbv beta in m;
          K_larger_hyps m; refuted_at m (wrong_fork_information ;; Limit ;; tt)
        | fork_instances at_ ].

(** ** W *)

Definition fork_5 := forks 0 (three 0 5 0) zero.
Ltac refute_GeneralFamilies_W_general_weak m :=
  let at_ M D f S alpha E A k b :=
    (refuted_at m (M ;; D ;; f ;; S ;; 1 ;; alpha ;; 1%nat ;; Q_field ;; faces 0 ;; E ;; A ;; k ;; b ;; tt)) in
  first
    [ refuted_at m (bool ;; d ;; a_fork ;; fork_right ;; 1 ;; 0 ;; 1%nat ;; Q_field ;; faces 1 ;; everywhere ;;
      toss ;; O ;; (1 # 2) ;; tt)
    | at_ Q line a_fork fork_ends (1 # 2) everywhere (@says nat Q (1 # 2)) O 1
    | at_ bool d (forks 0 (three 0 0 5) zero) second 0 not_5_there (follow_there not_5_there is_false yes) 1%nat 1
    | at_ bool d a_fork fork_right 0 everywhere yes O 0 | at_ bool d a_fork fork_right 0 everywhere no_output O 5
    | at_ bool d a_fork same_first 0 everywhere yes O 1 | at_ bool d a_fork same_first' 0 everywhere yes O 1
    | at_ bool d a_fork same_later 0 everywhere yes 1%nat 1 | at_ bool d a_fork same_later' 0 everywhere yes 1%nat 1
    | at_ bool d a_fork all_forks 0 everywhere yes O 1 | at_ bool d a_fork fork_right 0 everywhere yes O 1
    | at_ bool d (fork_three 0 1 0) second 0 everywhere (@whether_0 nat 2) O 1
    | at_ bool d fork_5 second 0 not_5_there (follow_there not_5_there is_false yes) O 1
    | at_ bool d a_fork fork_right 1 everywhere yes O 1 ].
Ltac prove_GeneralFamilies_W_general_weak :=
  first
    [ intros M d f S kappa alpha first A L F P D H t m b; cbv zeta; intros R B;
      assert (Ag : forall i n, (m <= n)%nat -> (first <= n)%nat -> agree m (fork_information f Limit)
        (fork_information f (Member i n)))
        by (intros; apply as_limit_agrees; lia);
      assert (X : forall n, (first <= n)%nat -> forall x, accurate d alpha (S (Member One n)) x -> accurate d alpha (S
        (Member Two n)) x -> False)
        by (let n := fresh in let N := fresh in let x := fresh in let Y := fresh in let Z := fresh in intros n N x Y Z;
            first [ exact (three_are_enough _ _ _ _ _ x (A n n N N) L Y Z)
              | exact (accurate_not_both _ _ _ _ _ x (A n n N N) L Y Z)
                  | exact (accurate_not_both _ _ _ _ _ x (A n n N N) L Y Y)
                    | exact (accurate_not_both _ _ _ _ _ x (A n n N N) L Z Z) ]);
      assert (b + b <= 1)%F; [| fra];
      lazymatch type of R with
      | reads_levels _ _ (fork_information _ (Member One ?n)) =>
          apply (W_general_sum P t (fork_information f (Member One n)) (fork_information f (Member Two n))
            (accurate d alpha (S (Member One n))) (accurate d alpha (S (Member Two n))) m); auto; try (apply H; lia);
              [| apply X; lia];
          intros k l Hl; rewrite <- (Ag One n ltac:(lia) ltac:(lia) k l Hl); apply (Ag Two n); lia
      | reads_levels _ _ (fork_information _ (Member Two ?n)) =>
          apply (W_general_sum P t (fork_information f (Member Two n)) (fork_information f (Member One n))
            (accurate d alpha (S (Member Two n))) (accurate d alpha (S (Member One n))) m); auto; try (apply H; lia);
          [| intros x Y Z; apply (X n ltac:(lia) x Z Y)];
          intros k l Hl; rewrite <- (Ag Two n ltac:(lia) ltac:(lia) k l Hl); apply (Ag One n); lia
      end
    | exists bool, d, a_fork, fork_right, 1, 0, 1%nat; intros A L; exact (W_general_weak d a_fork fork_right 1 0 1 A L)
    | intros M d f S kappa alpha first A L; exists Q_field, (faces 0), everywhere;
      intros H; exact (W_general_weak d f S kappa alpha first A L (faces 0) H)
    | intros M d f S kappa alpha first A L F P D H; exists (follow D says_nothing), O, (@fzero F); cbv zeta; intros;
      fra ].

(** ** X1 *)

(** Answers about the limit, and those about members 1, which level 2 tells from it; or all but those about the limit.
  *)
Definition first_only (o : oracle) : Prop := zeros o \/ Qeq_bool (o O 2%nat) 0 = false.
Definition not_the_limit (o : oracle) : Prop := ~ zeros o.
Lemma zeros_fork : zeros (fork_information fork_both_far Limit).
Proof. exact zeros_limit. Qed.
Lemma not_first i n : ~ first_only (fork_information fork_both_far (Member i (S (S n)))).
Proof.
  intros [H | H]; [revert H; apply not_zeros_fork; lia |]. destruct i; vm_compute in H; discriminate H.
Qed.
Ltac not_asked ::=
  first [ apply not_zeros | apply not_zeros_fork; lia | apply not_first | (let h := fresh in intro h;
    exact (h zeros_fork))
        | let h := fresh in intro h; vm_compute in h; first [discriminate h | apply h; reflexivity] ].
Ltac asks ::=
  first [ exact I | exact zeros_limit | apply not_zeros_fork; lia | left; exact zeros_fork
        | right; vm_compute; reflexivity
        | vm_compute; first [exact I | reflexivity | discriminate | intro; discriminate] ].

(** Where an algorithm is asked nothing about the limit, or nothing about members but the first, it may do there what it
    likes: on the one outcome, what it does is written out. *)
Section There.
Context {D : oracle -> Prop} {M : Type} (odd : M -> Prop) (r : recipe nat M) (o : oracle) (G : M -> Prop).
Let A := follow_there D odd r.
Lemma there_likely v : D o -> answered r o O = Some v -> G v -> at_least (faces 0) (ends A o G) 1.
Proof.
  intros Do E H. eapply (likely 0); [apply hit; [| apply counted_none] | reflexivity].
  apply there_ends; [exact Do |]. apply (follow_ends r o G O _ E), H.
Qed.
Lemma there_event m v : D o -> answered r o O = Some v -> levels m (reads r O) \/ ~ levels m (reads r O) -> G v ->
  ProbabilitySpaces.event (faces 0) (ends_by m A o G).
Proof.
  intros Do E [L | L] H.
  - apply (an_event 0 _ (1 + 0)). apply hit; [| apply counted_none]. apply there_ends_by; [exact Do |].
    apply (follow_ends_by m r o G O _ E). split; assumption.
  - apply (an_event 0 _ 0). apply miss; [| apply counted_none]. intros X. apply there_ends_by in X; [| exact Do].
    apply (follow_ends_by m r o G O _ E) in X. exact (L (proj1 X)).
Qed.
Lemma there_none v : D o -> answered r o O = Some v -> ~ G v -> counted (ends A o G) 1 0.
Proof.
  intros Do E N. apply miss; [| apply counted_none]. intros X. apply there_ends in X; [| exact Do].
  apply (follow_ends r o G O _ E) in X. exact (N X).
Qed.
Lemma odd_likely x : ~ D o -> odd x -> G x -> at_least (faces 0) (ends A o G) 1.
Proof.
  intros N X H. eapply (likely 0); [apply hit; [| apply counted_none] | reflexivity]. apply odd_ends with (x := x);
    assumption.
Qed.
Lemma odd_event m x : ~ D o -> odd x -> G x -> ProbabilitySpaces.event (faces 0) (ends_by m A o G).
Proof.
  intros N X H. apply (an_event 0 _ (1 + 0)). apply hit; [| apply counted_none]. apply odd_ends_by with (x := x);
    assumption.
Qed.
End There.
Lemma two_read m : levels m [(O, 2%nat)] \/ ~ levels m [(O, 2%nat)].
Proof.
  destruct (Nat.le_gt_cases 2 m) as [L | L]; [left; intros k l [E | []]; injection E as <- <-; exact L |].
  right. intros H. specialize (H _ _ (or_introl eq_refl)). lia.
Qed.
Lemma none_read m : levels m [] \/ ~ levels m []. Proof. left. intros k l []. Qed.
Definition alone iota := accurate d 0 (RefuteGeneralEvents.limit_alone iota).
Lemma alone_flag D iota (b : bool) : (b = match iota with Limit => true | _ => false end) ->
  general_flag (follow D (@one_says unit)) (fork_information fork_both_far iota) (alone iota) b.
Proof.
  intros ->. destruct iota as [| i n].
  - apply (follow_ends (@one_says unit) _ _ tt (Some true) eq_refl). exact RefuteGeneralEvents.limit_alone_true.
  - intros H. apply (follow_ends (@one_says unit) _ _ tt (Some true) eq_refl) in H.
    exact (RefuteGeneralEvents.limit_alone_member i n true H).
Qed.
Lemma first_asked i : first_only (fork_information fork_both_far (Member i 1)).
Proof. right. destruct i; vm_compute; reflexivity. Qed.
Lemma limit_asked : first_only (fork_information fork_both_far Limit). Proof. left. exact zeros_fork. Qed.
Notation flags_first := (follow_there first_only anything (@whether_0 nat 2)).
Notation flags_but := (follow_there not_the_limit anything (@false_says nat)).
Notation flag_at D iota := (general_flag (follow D (@one_says unit)) (fork_information fork_both_far iota) (alone
  iota)).
Lemma flags_first_event m : ProbabilitySpaces.event (faces 0) (ends_by m flags_first (fork_information fork_both_far
  Limit) (flag_at first_only Limit)).
Proof. apply (there_event _ _ _ _ m true); [exact limit_asked | vm_compute; reflexivity | apply two_read | apply
  alone_flag; reflexivity]. Qed.
Lemma flags_first_right iota : is_input 1 iota ->
  at_least (faces 0) (ends flags_first (fork_information fork_both_far iota) (flag_at first_only iota)) 1.
Proof.
  destruct iota as [| i [| [| n]]]; intros L; [| cbn in L; lia | |].
  - apply (there_likely _ _ _ _ true); [exact limit_asked | vm_compute; reflexivity | apply alone_flag; reflexivity].
  - apply (there_likely _ _ _ _ false); [apply first_asked | destruct i; vm_compute; reflexivity | apply alone_flag;
    reflexivity].
  - apply (odd_likely _ _ _ _ false); [apply not_first | exact I | apply alone_flag; reflexivity].
Qed.
Lemma flags_but_event m : ProbabilitySpaces.event (faces 0) (ends_by m flags_but (fork_information fork_both_far Limit)
  (flag_at not_the_limit Limit)).
Proof. apply (odd_event _ _ _ _ m true); [intros H; exact (H zeros_fork) | exact I | apply alone_flag; reflexivity].
  Qed.
Lemma flags_but_right iota : is_input 1 iota ->
  at_least (faces 0) (ends flags_but (fork_information fork_both_far iota) (flag_at not_the_limit iota)) 1.
Proof.
  destruct iota as [| i n]; intros L.
  - apply (odd_likely _ _ _ _ true); [intros H; exact (H zeros_fork) | exact I | apply alone_flag; reflexivity].
  - apply (there_likely _ _ _ _ false); [intros H; exact (not_zeros_fork i n L H) | reflexivity | apply alone_flag;
    reflexivity].
Qed.
Ltac flags_there D E m :=
  specialize (m bool d fork_both_far RefuteGeneralEvents.limit_alone 1 0 1%nat RefuteGeneralEvents.limit_alone_apart
    eq_refl Q_field (faces 0) D);
  repeat lazymatch type of m with
    | forall t : general_algorithm _ unit _, _ => specialize (m (follow D (@one_says unit)) E)
    | forall b : carrier _, _ => specialize (m (1 : Q_field))
    | ?A -> _ => let a := fresh in assert (a : A) by (clear m; first
        [ reflexivity | exact limit_asked | intros i n <-; apply first_asked | intros i n L H;
          exact (not_zeros_fork i n L H)
        | exact flags_first_event | exact flags_first_right | exact flags_but_event | exact flags_but_right
        | left; apply (alone_flag D Limit true eq_refl) ]); specialize (m a)
    end;
  first [ destruct m as [m _]; exact (m (alone_flag D Limit true eq_refl)) | vm_compute in m; exact (m eq_refl) ].
Ltac X1_fork_there m :=
  let near := constr:(flags_first) in let but := constr:(flags_but) in
  first [ flags_there first_only near m | flags_there not_the_limit but m ].

Ltac flags_fork at_ :=
  first
    [ at_ Q line a_fork fork_ends (1 # 2) everywhere (faces 0) (@says unit Q (1 # 2)) (@one_says nat) 1
    | at_ bool d a_fork fork_right 1 everywhere (faces 0) (@one_says unit) (@one_says nat) 1
    | at_ bool d (fork_three 0 1 0) first_alone 0 everywhere (faces 0) (@one_says unit) (@whether_0 nat 2) 1
    | at_ bool d (forks 0 zero (three 0 1 0)) (fork_sets is_true (each is_true) but_one) 0 everywhere (faces 0)
      (@one_says unit) (@whether_0 nat 2) 1
    | at_ bool d a_fork fork_right 0 everywhere (faces 1) (@one_says unit) toss (1 # 2)
    | at_ bool d a_fork fork_right 0 everywhere (faces 0) (@silent unit) (@false_says nat) 1
    | at_ bool d a_fork fork_right 0 everywhere (faces 0) (@one_says unit) (@one_says nat) 1
    | at_ bool d a_fork fork_right 0 everywhere (faces 1) (@one_says unit) toss 0
    | at_ bool d a_fork fork_right 0 everywhere (faces 0) (@one_says unit) (@silent nat) 5
    | at_ bool d a_fork fork_right 0 everywhere (faces 0) (@one_says unit) (@one_says nat) 5
    | at_ bool d a_fork all_forks 0 everywhere (faces 0) (@one_says unit) (@one_says nat) 1
    | at_ bool d fork_both_far fork_right 0 zeros (faces 0) (follow_there zeros anything (@one_says unit)) (follow
      zeros (@one_says nat)) 1
    | at_ bool d (fork_three 0 1 0) fork_one_only 0 everywhere (faces 0) (@one_says unit) (@unless_0 nat 2) 1 ].
Ltac refute_GeneralFamilies_X1_general_fork m :=
  let at_ M D f S alpha E P t A b :=
    (refuted_at m (M ;; D ;; f ;; S ;; 1 ;; alpha ;; 1%nat ;; Q_field ;; P ;; E ;; t ;; A ;; b ;; tt)) in
  first [ RefuteGeneralEvents.X1_fork_without_events m | X1_fork_there m | flags_fork at_ ].
Ltac refute_GeneralFamilies_X1_general_fork_above m :=
  let at_ M D f S alpha E P t A b :=
    (first [ refuted_at m (M ;; D ;; f ;; S ;; 1 ;; alpha ;; 1%nat ;; Q_field ;; P ;; E ;; t ;; A ;; b ;; tt)
           | refuted_at m (M ;; D ;; f ;; S ;; 1 ;; alpha ;; 1%nat ;; Q_field ;; P ;; E ;; t ;; A ;; b ;; 1%nat ;;
             One ;; 1%nat ;; tt) ]) in
  let never v := (refuted_at m (bool ;; d ;; a_fork ;; fork_right ;; 1 ;; 0 ;; 1%nat ;; Q_field ;; faces 0 ;;
    everywhere ;; @silent unit ;; @false_says nat ;; 1 ;; v)) in
  (* the first members are right, all later ones wrong *)
  let early := constr:(fork_sets is_false (three_sets nothing is_true nothing) (each nothing)) in
  first
    [ RefuteGeneralEvents.X1_fork_without_events m | X1_fork_there m | never (O ;; tt) | never (tt ;; One ;; Last ;; tt)
    | specialize (m bool d (fork_three 0 1 0) early 1 0 1%nat); cbv zeta in m;
      refuted_at m (Q_field ;; faces 0 ;; everywhere ;; @one_says unit ;; @unless_0 nat 2 ;; 1 ;; 1%nat ;; One ;;
        1%nat ;; tt)
    | flags_fork at_ ].

Section Flags.
Context {F : ordered_field} (P : probability_space F) {D : oracle -> Prop} {M : Type} (d : metric M).
Variables (f : fork -> nat -> Q) (solutions : fork -> M -> Prop) (alpha : Q) (first : nat).
Hypothesis members_occur : forall i n, (first < n)%nat -> D (fork_information f (Member i n)).
Hypothesis limit_occurs : D (fork_information f Limit).
Hypothesis not_both : forall n x, (first < n)%nat -> accurate d alpha (solutions (Member One n)) x ->
  accurate d alpha (solutions (Member Two n)) x -> False.
Variables (t : general_algorithm D unit M) (E : general_algorithm D (outcome P) bool).
Let flag iota := general_flag t (fork_information f iota) (accurate d alpha (solutions iota)).
Hypothesis checked : forall m, ProbabilitySpaces.event P (ends_by m E (fork_information f Limit) (flag Limit)).

Lemma flags_above_first (b : F) : ($(1 # 2) < b)%F ->
  (forall iota, is_input (S first) iota -> at_least P (ends E (fork_information f iota) (flag iota)) b) ->
  flag Limit false /\ exists N, (S first <= N)%nat /\ forall i n, (N <= n)%nat -> flag (Member i n) false.
Proof.
  apply (fork_flags_above P (fork_information f) (fun iota => accurate d alpha (solutions iota)) (S first)
    (fun i n L => members_occur i n ltac:(lia)) (fun i m n _ => as_limit_agrees (f Limit) (f (Member i n)) n m)
    (fun n x L => not_both n x ltac:(lia)) limit_occurs t E checked).
Qed.
End Flags.

Ltac apart_later A L :=
  let n := fresh in let x := fresh in let N := fresh in let X := fresh in let Y := fresh in
  intros n x N X Y;
  first
    [ exact (three_are_enough _ _ _ _ _ x (A n n ltac:(lia) ltac:(lia)) L X Y)
    | exact (accurate_not_both _ _ _ _ _ x (A n n ltac:(lia) ltac:(lia)) L X Y)
    | exact (accurate_not_both _ _ _ _ _ x (A n n ltac:(lia) ltac:(lia)) L X X)
    | exact (accurate_not_both _ _ _ _ _ x (A n n ltac:(lia) ltac:(lia)) L Y Y) ].
Ltac later_inputs C :=
  let iota := fresh in let I := fresh in intros iota I; apply C; destruct iota; cbn in I |- *; try exact Logic.I; lia.
Ltac prove_GeneralFamilies_X1_general_fork_above :=
  first
    [ intros M d f S kappa alpha first A L F P D H HL t E K; exists (@fzero F); let b := fresh in intros b; exfalso;
      clear - b; fra
    | intros M d f S kappa alpha first A L F P D H HL t E K b B C;
      destruct (flags_above_first P d f S alpha first ltac:(intros; apply H;
        lia) HL ltac:(apart_later A L) t E K b B ltac:(later_inputs C))
        as (R & N & HN & W);
      split; [exact R |]; exists N; split; [lia | exact W]
    | exists bool, d, a_fork, fork_right, 1, 0, 1%nat; intros A L;
      exact (X1_general_fork_above d a_fork fork_right 1 0 1 A L)
    | intros M d f S kappa alpha first A L; exists Q_field, (faces 0), everywhere;
      intros H HL; exact (X1_general_fork_above d f S kappa alpha first A L (faces 0) H HL)
    | intros M d f S kappa alpha first A L F P D H HL; exists (follow D says_nothing), (follow D says_nothing);
      exact (X1_general_fork_above d f S kappa alpha first A L P H HL _ _) ].
Ltac prove_GeneralFamilies_X1_general_fork :=
  first
    [ intros M d f S kappa alpha first A L F P D H HL t E K b J C;
      destruct (lt_le_dec (@of_Q F (1 # 2)) b) as [B |]; [exfalso | assumption];
      destruct (flags_above_first P d f S alpha first ltac:(intros; apply H;
        lia) HL ltac:(apart_later A L) t E K b B ltac:(later_inputs C))
        as (R & N & HN & W);
      destruct J as [J | J]; [exact (R J) |]; destruct (J N) as (n & Hn & Y);
      first [destruct Y as [i Y]; exact (W i n Hn Y) | exact (W One n Hn (Y One))]
    | exists bool, d, a_fork, fork_right, 1, 0, 1%nat; intros A L; exact (X1_general_fork d a_fork fork_right 1 0 1 A L)
    | intros M d f S kappa alpha first A L; exists Q_field, (faces 0), everywhere;
      intros H HL; exact (X1_general_fork d f S kappa alpha first A L (faces 0) H HL)
    | intros M d f S kappa alpha first A L F P D H HL; exists (follow D says_nothing), (follow D says_nothing);
      exact (X1_general_fork d f S kappa alpha first A L P H HL _ _)
    | intros M d f S kappa alpha first A L F P D H HL t E K; exists (@fzero F); intros; fra ].

(** ** X2 *)

(** Evaluations of the first member of branch Two tell it from the limit. *)
Definition first_members : fork -> nat -> Q := forks 0 (three 0 1 0) (three 0 1 0).
Ltac false_flags_fork at_ :=
  first
    [ at_ bool d first_members fork_right 0 everywhere blind flagged_blindly_at_0 1 0
    | at_ bool d first_members fork_right 0 everywhere (faces 0) (flagged_at_0 true true) 1 0
    | at_ Q line a_fork fork_ends (1 # 2) everywhere (faces 0) (flagged (1 # 2)) 1 0
    | at_ bool d a_fork fork_right 1 everywhere (faces 0) (flagged true) 1 0
    | at_ bool d (fork_three 0 1 0) first_alone 0 everywhere (faces 0) (flagged_at_0 true true) 1 0
    | at_ bool d (forks 0 zero (three 0 1 0)) (fork_sets is_true (each is_true) but_one) 0 everywhere (faces 0)
      (flagged_at_0 true true) 1 0
    | at_ bool d a_fork fork_right 0 everywhere (faces 1) flagged_toss 1 (1 # 2)
    | at_ bool d a_fork fork_right 0 everywhere blind flagged_blindly 1 0
    | at_ bool d a_fork fork_right 0 everywhere (faces 0) (flagged true) 1 0
    | at_ bool d a_fork fork_right 0 everywhere (faces 0) (flagged false) 1 0
    | at_ bool d a_fork fork_right 0 everywhere (faces 0) (unflagged true) 0 0
    | at_ bool d a_fork fork_right 0 everywhere (faces 0) (unflagged true) 1 0
    | at_ bool d a_fork fork_right 0 everywhere (faces 0) (unflagged false) 1 0
    | at_ bool d a_fork fork_right 0 everywhere (faces 0) (unflagged true) 0 1
    | at_ bool d a_fork fork_right 0 everywhere (faces 0) no_pair 5 0
    | at_ bool d a_fork all_forks 0 everywhere (faces 0) (flagged true) 1 0
    | at_ bool d fork_both_far fork_right 0 zeros (faces 0) (follow_there zeros (fun _ => False) (flagged true)) 1 0
    | at_ bool d (fork_three 0 1 1) fork_right 0 everywhere (faces 0) (flagged_at_0 true true) 1 0
    | at_ bool d a_fork fork_right 0 everywhere (faces 0) no_pair (-1 # 1) 0 ].
(** The flag, where nothing is asked. *)
Notation raises_first := (follow_there first_only (fun _ => False) (flagged_at_0 true true)).
Notation raises_but := (follow_there not_the_limit (fun y : bool * bool => snd y = true) (unflagged true)).
Notation wrong_at iota := (fun y : bool * bool => snd y = true /\ ~ accurate d 0 (fork_right iota) (fst y)).
Lemma raises_first_event m : ProbabilitySpaces.event (faces 0) (ends_by m raises_first (fork_information fork_both_far
  Limit) (fun y => snd y = true)).
Proof. apply (there_event _ _ _ _ m (true, true)); [exact limit_asked | vm_compute; reflexivity | apply two_read |
  reflexivity]. Qed.
Lemma raises_first_limit : at_least (faces 0) (ends raises_first (fork_information fork_both_far Limit) (fun y => snd y
  = true)) 1.
Proof. apply (there_likely _ _ _ _ (true, true)); [exact limit_asked | vm_compute; reflexivity | reflexivity]. Qed.
Lemma raises_first_none i n : (1 <= n)%nat -> counted (ends raises_first (fork_information fork_both_far (Member i n))
  (wrong_at (Member i n))) 1 0.
Proof.
  destruct n as [| [| n]]; intros L; [lia | |].
  - apply (there_none _ _ _ _ (true, false)); [apply first_asked | destruct i; vm_compute; reflexivity | intros [E _];
    discriminate E].
  - apply miss; [apply odd_not, not_first | apply counted_none].
Qed.
Lemma raises_but_event m : ProbabilitySpaces.event (faces 0) (ends_by m raises_but (fork_information fork_both_far
  Limit) (fun y => snd y = true)).
Proof. apply (odd_event _ _ _ _ m (true, true)); [intros H; exact (H zeros_fork) | reflexivity | reflexivity]. Qed.
Lemma raises_but_limit : at_least (faces 0) (ends raises_but (fork_information fork_both_far Limit) (fun y => snd y =
  true)) 1.
Proof. apply (odd_likely _ _ _ _ (true, true)); [intros H; exact (H zeros_fork) | reflexivity | reflexivity]. Qed.
Lemma raises_but_none i n : (1 <= n)%nat -> counted (ends raises_but (fork_information fork_both_far (Member i n))
  (wrong_at (Member i n))) 1 0.
Proof.
  intros L. apply (there_none _ _ _ _ (true, false)); [intros H; exact (not_zeros_fork i n L H) | reflexivity | intros
    [E _]; discriminate E].
Qed.
Ltac raises_there D A none m :=
  specialize (m bool d fork_both_far fork_right 1 0 1%nat RefuteGeneralEvents.fork_apart eq_refl Q_field (faces 0) D);
  repeat lazymatch type of m with
    | forall t : general_algorithm _ _ _, _ => specialize (m A (1 : Q_field) (0 : Q_field))
    | ?B -> _ => let a := fresh in assert (a : B) by (clear m; first
        [ exact limit_asked | intros i n <-; apply first_asked | intros i n L H; exact (not_zeros_fork i n L H)
        | exact raises_first_event | exact raises_first_limit | exact raises_but_event | exact raises_but_limit
        | intros n L; exact (an_event 0 _ 0 (none One n L)) | intros i n L; exact (bounded_by 0 _ 0 0 (none i n L)
          eq_refl) ]); specialize (m a)
    end;
  vm_compute in m; exact (m eq_refl).
Ltac X2_fork_there m :=
  let near := constr:(raises_first) in let but := constr:(raises_but) in
  first [ raises_there first_only near raises_first_none m | raises_there not_the_limit but raises_but_none m ].
Ltac refute_GeneralFamilies_X2_general_fork m :=
  let at_ M D f S alpha E P A h c :=
    (refuted_at m (M ;; D ;; f ;; S ;; 1 ;; alpha ;; 1%nat ;; Q_field ;; P ;; E ;; A ;; h ;; c ;; tt)) in
  first [ RefuteGeneralEvents.X2_fork_without_events m | X2_fork_there m | false_flags_fork at_ ].

Lemma false_flags_fork {F : ordered_field} (P : probability_space F) {D : oracle -> Prop} {M : Type} (d : metric M)
    (f : fork -> nat -> Q) (solutions : fork -> M -> Prop) (alpha : Q) (first : nat) i j
    (A : general_algorithm D (outcome P) (M * bool)) (h c : F) : i <> j ->
  (forall i n, (first < n)%nat -> D (fork_information f (Member i n))) -> D (fork_information f Limit) ->
  (forall n x, (first < n)%nat -> accurate d alpha (solutions (Member One n)) x ->
    accurate d alpha (solutions (Member Two n)) x -> False) ->
  (forall m, ProbabilitySpaces.event P (ends_by m A (fork_information f Limit) (fun y => snd y = true))) ->
  (forall n, (first < n)%nat -> ProbabilitySpaces.event P (ends A (fork_information f (Member i n))
     (fun y => snd y = true /\ ~ accurate d alpha (solutions (Member i n)) (fst y)))) ->
  at_least P (ends A (fork_information f Limit) (fun y => snd y = true)) h ->
  (forall i n, (first < n)%nat -> at_most P (ends A (fork_information f (Member i n))
     (fun y => snd y = true /\ ~ accurate d alpha (solutions (Member i n)) (fst y))) c) -> (h <= $2 * c)%F.
Proof.
  intros IJ H HL X E Ev Hh C. destruct (lt_le_dec ($2 * c)%F h) as [L |]; [| assumption]. exfalso.
  destruct (ends_by_some_level P A _ _ h ($(1 # 2) * (h - $2 * c))%F E Hh) as [m Hm]; [fra |].
  pose (n := S (Nat.max m first)). assert (h - $(1 # 2) * (h - $2 * c) <= c + c)%F; [| fra].
  apply (X2_general_sum P A (fork_information f Limit) (fork_information f (Member i n)) (fork_information f (Member j
    n))
    (fun y => snd y = true) (fun y => snd y = true /\ ~ accurate d alpha (solutions (Member i n)) (fst y))
    (fun y => snd y = true /\ ~ accurate d alpha (solutions (Member j n)) (fst y)) m);
    try apply HL; try apply H; try (apply as_limit_agrees); try apply C; try apply Ev; try exact Hm; try (unfold n;
      lia).
  intros y R N. split; [exact R |]. intros Y2. apply N. split; [exact R |]. intros Y1.
  assert (Hn : (first < n)%nat) by (unfold n; lia).
  destruct i, j; try contradiction; [exact (X n _ Hn Y1 Y2) | exact (X n _ Hn Y2 Y1)].
Qed.
(** X2's split of the outcomes can be made by what is wrong on either branch, for either input. *)
Lemma split_by {F : ordered_field} (P : probability_space F) {D : oracle -> Prop} {M : Type}
    (A : general_algorithm D (outcome P) M) o o1 o2 o' (H G1 G2 : M -> Prop) m (h c1 c2 : F) : D o -> D o1 -> D o2 -> D
      o' ->
  agree m o o1 -> agree m o o2 -> agree m o o' -> (forall x, H x -> ~ G1 x -> G2 x) ->
  ProbabilitySpaces.event P (ends A o' G1) ->
  at_least P (ends_by m A o H) h -> at_most P (ends A o1 G1) c1 -> at_most P (ends A o2 G2) c2 -> (h <= c1 + c2)%F.
Proof.
  intros O O1 O2 O' Ag1 Ag2 Ag' N E Hh B1 B2. destruct (at_least_split P _ _ _ E Hh) as (q & r & Q & R & L).
  assert (q <= c1)%F.
  { apply B1. revert Q. apply at_least_within; [| apply le_refl]. intros w [(x & read & X & Hx & Lx) (y & read' & Y &
    Gy)].
    pose proof (same_end m A o o' w x read O O' Ag' Lx X) as X'.
    rewrite (halts_once _ _ _ A w o' y x read' read O' Y X') in Gy. exists x, read.
    split; [apply (same_end m A o o1 w x read O O1 Ag1 Lx X) | exact Gy]. }
  assert (r <= c2)%F; [| fra].
  apply B2. revert R. apply at_least_within; [| apply le_refl]. intros w [(x & read & X & Hx & Lx) N1].
  exists x, read. split; [apply (same_end m A o o2 w x read O O2 Ag2 Lx X) |]. apply N; [exact Hx |]. intros X1.
  apply N1. exists x, read. split; [apply (same_end m A o o' w x read O O' Ag' Lx X) | exact X1].
Qed.
Lemma false_flags_by {F : ordered_field} (P : probability_space F) {D : oracle -> Prop} {M : Type}
    (answers : fork -> oracle) (right : fork -> M -> Prop) (first : nat) i j k
    (A : general_algorithm D (outcome P) (M * bool)) (h c : F) : i <> j ->
  (forall i n, (first <= n)%nat -> D (answers (Member i n))) -> D (answers Limit) ->
  (forall i m n, (first <= n)%nat -> (m <= n)%nat -> agree m (answers Limit) (answers (Member i n))) ->
  (forall n x, (first <= n)%nat -> right (Member One n) x -> right (Member Two n) x -> False) ->
  (forall m, ProbabilitySpaces.event P (ends_by m A (answers Limit) (fun y => snd y = true))) ->
  (forall n, (first <= n)%nat -> ProbabilitySpaces.event P (ends A (answers (Member k n))
     (fun y => snd y = true /\ ~ right (Member i n) (fst y)))) ->
  at_least P (ends A (answers Limit) (fun y => snd y = true)) h ->
  (forall i n, (first <= n)%nat -> at_most P (ends A (answers (Member i n))
     (fun y => snd y = true /\ ~ right (Member i n) (fst y))) c) -> (h <= $2 * c)%F.
Proof.
  intros IJ O HL Ag X E Ev Hh C. destruct (lt_le_dec ($2 * c)%F h) as [L |]; [| assumption]. exfalso.
  destruct (ends_by_some_level P A _ _ h ($(1 # 2) * (h - $2 * c))%F E Hh) as [m Hm]; [fra |].
  pose (n := Nat.max m first). assert (Hn : (first <= n)%nat) by (unfold n; lia).
  assert (h - $(1 # 2) * (h - $2 * c) <= c + c)%F; [| fra].
  apply (split_by P A (answers Limit) (answers (Member i n)) (answers (Member j n)) (answers (Member k n))
    (fun y => snd y = true) (fun y => snd y = true /\ ~ right (Member i n) (fst y))
    (fun y => snd y = true /\ ~ right (Member j n) (fst y)) m);
    try apply HL; try apply O; try apply Ag; try apply C; try apply Ev; try exact Hm; try (unfold n; lia).
  intros y R N. split; [exact R |]. intros Y2. apply N. split; [exact R |]. intros Y1.
  destruct i, j; try contradiction; [exact (X n _ Hn Y1 Y2) | exact (X n _ Hn Y2 Y1)].
Qed.
Ltac prove_GeneralFamilies_X2_general_fork :=
  first
    [ intros M d f S kappa alpha first A L F P D H HL t h c E Ev Hh C;
      let by_ b1 b2 b3 := (refine (false_flags_by P (fork_information f) (fun iota => accurate d alpha (S iota)) first
        b1 b2 b3 t h c _ H HL
        (fun i m n _ => as_limit_agrees (f Limit) (f (Member i n)) n m)
        (fun n x N => accurate_not_both d kappa alpha _ _ x (A n n N N) L) E Ev Hh C); discriminate) in
      first [ by_ One Two Two | by_ Two One One ]
    | intros M d f S kappa alpha first A L F P D H HL t h c E Ev Hh C;
      pose proof (at_most_positive P _ c (C One (Datatypes.S first) ltac:(lia)));
      assert (h <= $2 * c)%F; [| fra];
      first
        [ refine (false_flags_fork P d f S alpha first One Two t h c ltac:(discriminate) ltac:(intros; apply H;
          lia) HL _ E _ Hh ltac:(intros; apply C; lia));
          [apart_later A L | intros; apply Ev; lia]
        | refine (false_flags_fork P d f S alpha first Two One t h c ltac:(discriminate) ltac:(intros; apply H;
          lia) HL _ E _ Hh ltac:(intros; apply C; lia));
          [apart_later A L | intros; apply Ev; lia] ]
    | exists bool, d, a_fork, fork_right, 1, 0, 1%nat; intros A L; exact (X2_general_fork d a_fork fork_right 1 0 1 A L)
    | intros M d f S kappa alpha first A L; exists Q_field, (faces 0), everywhere;
      intros H HL; exact (X2_general_fork d f S kappa alpha first A L (faces 0) H HL)
    | intros M d f S kappa alpha first A L F P D H HL; exists (follow D says_nothing), (@fzero F), (@fzero F);
      exact (X2_general_fork d f S kappa alpha first A L P H HL _ _ _) ].
