(** * Mutants about general algorithms and families that jump: J and X1, X2 *)

From Coq Require Import QArith Qround Qabs List Lqa Lia PeanoNat.
From Barriers Require Import OrderedFields ProbabilitySpaces Algorithms Computation GeneralAlgorithms GeneralFamilies.
From Barriers Require Import TrustBarriers VacuityComputation.
From Mutants Require Import Verdicts Facts RefuteComputation RefuteComputationForks RefuteFlags RefuteGeneral.
From Mutants Require RefuteGeneralEvents.
Import ListNotations.
Open Scope Q_scope.

(** Outcome 0 says [true], outcome 1 says [false]. *)
Definition toss : recipe nat bool := {| reads := fun _ => []; answer := fun w _ => Some (w =? 0)%nat |}.
Definition yes : recipe nat bool := says true.
Definition no_output : recipe nat bool := says_nothing.

(** ** What holds *)

(** The nearest answer about the limit, wherever it is admissible, for whatever inputs. *)
Definition as_if {Omega} (f : Omega -> nat -> Q) (limit iota : Omega) : oracle := fun k l =>
  if Qle_bool (Qabs (nearest (f limit k) l - f iota k)) (power (1 # 2) l) then nearest (f limit k) l else nearest (f
    iota k) l.

Lemma as_if_admissible {Omega} (f : Omega -> nat -> Q) limit iota : admissible (f iota) (as_if f limit iota).
Proof.
  intros k l. unfold as_if. destruct (Qle_bool _ _) eqn:E; [| apply (nearest_admissible (f iota) k l)].
  apply Qle_bool_iff in E. split; [apply nearest_dyadic | exact E].
Qed.
Lemma as_if_limit {Omega} (f : Omega -> nat -> Q) limit k l : as_if f limit limit k l = nearest (f limit k) l.
Proof. unfold as_if. destruct (Qle_bool _ _); reflexivity. Qed.
Lemma as_if_agrees {Omega} (f : Omega -> nat -> Q) limit iota n m : (m < n)%nat ->
  (forall k, Qabs (f iota k - f limit k) <= power (1 # 2) n) -> agree m (as_if f limit limit) (as_if f limit iota).
Proof.
  intros L C k l H. rewrite as_if_limit. unfold as_if. rewrite (proj2 (Qle_bool_iff _ _)); [reflexivity |].
  pose proof (nearest_error (f limit k) l) as E. specialize (C k).
  assert (power (1 # 2) n <= power (1 # 2) (S l)) by (apply power_half_decreases; lia).
  apply Qabs_Qle_condition in E. apply Qabs_Qle_condition in C. apply Qabs_Qle_condition. cbn [power] in *. lra.
Qed.

(** J for all inputs among which is such a family; it need not be known which ones they are. *)
Lemma general_jump {M} (d : metric M) (Omega : Type) (f : Omega -> nat -> Q) (Xi : Omega -> M -> Prop)
    (member : nat -> Omega) :
  (forall n k, (2 <= n)%nat -> Qabs (f (member n) k - f (member O) k) <= power (1 # 2) n) ->
  exists information, (forall iota, admissible (f iota) (information iota)) /\
    forall alpha, (exists N, forall n x, (N <= n)%nat -> accurate d alpha (Xi (member O)) x ->
        accurate d alpha (Xi (member n)) x -> False) ->
    forall (F : ordered_field) (P : probability_space F)
      (A : general_algorithm (given information (fun _ => True)) (outcome P) M) (b : F),
      (forall m, ProbabilitySpaces.event P (ends_by m A (information (member O)) (accurate d alpha (Xi (member O))))) ->
      (forall iota, at_least P (ends A (information iota) (accurate d alpha (Xi iota))) b) -> (b <= $(1 # 2))%F.
Proof.
  intros C. exists (as_if f (member O)). split; [apply as_if_admissible |].
  intros alpha [N X] F P A b E B. destruct (lt_le_dec (@of_Q F (1 # 2)) b) as [L |]; [| assumption].
  assert (O : forall iota, given (as_if f (member O)) (fun _ => True) (as_if f (member O) iota)) by (intros iota;
    exists iota; auto).
  destruct (general_above_half P A _ _ b (O (member 0%nat)) E L (B (member 0%nat))) as [m G].
  pose (n := S (S (Nat.max m N))).
  destruct (G (as_if f (member 0%nat) (member n)) (accurate d alpha (Xi (member n))) (O _)); [| | apply B].
  - apply (as_if_agrees f _ _ n); [unfold n; lia |]. intros k. apply C. unfold n. lia.
  - intros x. apply X. unfold n. lia.
Qed.

Lemma none_likely {F : ordered_field} (P : probability_space F) {D M} (A : general_algorithm D (outcome P) M) o (G : M
  -> Prop) b :
  (forall x, ~ G x) -> at_least P (ends A o G) b -> (b <= $(1 # 2))%F.
Proof.
  intros N B. assert (b <= 0)%F; [| fra]. apply (at_least_none P (ends A o G) b); [| exact B].
  intros w (x & r & _ & H). exact (N x H).
Qed.

(** The members are far enough from the limit, or from themselves. *)
Ltac excluded_from A L :=
  let n := fresh in let x := fresh in let N := fresh in let X := fresh in let Y := fresh in
  exists 2%nat; intros n x N X Y;
  first [ exact (three_are_enough _ _ _ _ _ x (A n ltac:(lia)) L Y X)
    | exact (accurate_not_both _ _ _ _ _ x (A n ltac:(lia)) L Y X) ].
Ltac close C :=
  let n := fresh in let k := fresh in let N := fresh in intros n k N; eapply Qle_trans; [apply C; lia |];
    apply power_grows; lra.
Ltac jump_holds I B A :=
  eexists; split; [exact I |];
  first
    [ let alpha := fresh in let L := fresh in intros alpha L;
      first
        [ apply (B alpha); excluded_from A L
        | let F := fresh in let P := fresh in let A' := fresh in let b := fresh in let E := fresh in let H := fresh in
          intros F P A' b E H; refine (none_likely P A' _ _ b _ (H 1%nat)); let x := fresh in let X := fresh in
          intros x X; exact (accurate_not_both _ _ _ _ _ x (A 1%nat (le_n 1)) L X X)
        | exists Q_field, (faces 0), (follow _ says_nothing), 0; intros; vm_compute; discriminate ] ].
Ltac prove_GeneralFamilies_J_general :=
  first
    [ let C := fresh in let A := fresh in let i := fresh in let I := fresh in let B := fresh in
      intros M d f S kappa C A; destruct (general_jump d nat f S (fun n => n) ltac:(close C)) as (i & I & B);
        jump_holds I B A ].
(** The answers about one input alone are asked to be admissible. *)
Ltac larger_for_one_input :=
  let C := fresh in let A := fresh in let i := fresh in let I := fresh in let B := fresh in
  let I1 := fresh in let I2 := fresh in
  intros M d Omega f Xi member index kappa I1 I2 C A;
  destruct (J_general_larger d Omega f Xi member index kappa I1 I2 C A) as (i & I & B);
  exists i; split; [exists (member O); apply I | exact B].
Ltac larger_at_all :=
  let C := fresh in let A := fresh in let i := fresh in let I := fresh in let B := fresh in
  intros M d Omega f Xi member index kappa;
  first [ intros _ _ C A | intros _ C A ];
  destruct (general_jump d Omega f Xi member ltac:(close C)) as (i & I & B);
  first
    [ jump_holds I B A
    | eexists; split; [exact I |]; let alpha := fresh in let L := fresh in intros alpha L;
      let F := fresh in let P := fresh in let A' := fresh in let b := fresh in let E := fresh in let H := fresh in
      intros F P A' b E H; refine (none_likely P A' _ _ b _ (H (member 1%nat))); let x := fresh in let X := fresh in
      intros x X; exact (accurate_not_both _ _ _ _ _ x (A 1%nat (le_n 1)) L X X) ].
Ltac prove_GeneralFamilies_J_general_larger := first [ larger_for_one_input | larger_at_all ].

(** ** J *)

Ltac jump_instances at_ :=
  first
    [ at_ bool d far jump_right 0 (faces 0) (@near_0 nat) 1
    | at_ bool d a_jump jump_right 0 (faces 1) toss (1 # 2) | at_ bool d a_jump jump_right 0 (faces 1) toss 0
    | at_ bool d a_jump jump_right 0 (faces 0) no_output 5 | at_ bool d a_jump jump_right 0 (faces 0) yes 1
    | at_ bool d a_jump jump_right 1 (faces 0) yes 1 | at_ bool d a_jump (@all_right nat) 0 (faces 0) yes 1
    | at_ bool d one_far one_right 0 (faces 0) (@near_0 nat) 1
    | at_ bool d others_far jump_right 0 (faces 0) (@near_0 nat) 1
    | at_ Q line a_jump jump_ends (1 # 2) (faces 0) (@says nat Q (1 # 2)) 1 ].
Ltac refute_GeneralFamilies_J_general m :=
  let at_ M D f S alpha P A b :=
    (refuted_at m (M ;; D ;; f ;; S ;; 1 ;; wrong_information ;; alpha ;; Q_field ;; P ;; A ;; b ;; tt)) in
  first
    [ RefuteGeneralEvents.J_without_events m | jump_instances at_
    | refuted_at m (bool ;; d ;; zero ;; jump_right ;; 1 ;; wrong_information ;; O ;; tt) ].
Ltac refute_GeneralFamilies_J_general_larger m :=
  let at_ M D f S alpha P A b :=
    (refuted_at m (M ;; D ;; nat ;; f ;; S ;; (fun n : nat => n) ;; (fun n : nat => Some n) ;; 1 ;;
      wrong_information ;; alpha ;; Q_field ;; P ;; A ;; b ;; tt)) in
  first
    [ RefuteGeneralEvents.J_without_events m | jump_instances at_
    | refuted_at m (bool ;; d ;; nat ;; zero ;; jump_right ;; (fun n : nat => n) ;; (fun n : nat => Some n) ;; 1 ;;
      wrong_information ;; O ;; tt) ].

(** The first member alone is answered by 5, at level 3. *)
Definition not_5_there (o : oracle) : Prop := Qeq_bool (o O 3%nat) 5 = false.
Ltac refute_GeneralFamilies_J_general_outcome m :=
  let at_ M D f S alpha E A n x r :=
    (refuted_at m (M ;; D ;; f ;; S ;; 1 ;; alpha ;; Q_field ;; faces 0 ;; E ;; A ;; n ;; O ;; x ;; r ;; tt)) in
  let none := constr:(@nil (nat * nat)) in
  first
    [ refuted_at m (Empty_set ;; no_metric ;; a_jump ;; (fun (_ : nat) (_ : Empty_set) => True) ;; 1 ;; 0 ;;
      Q_field ;; faces 0 ;; everywhere ;; tt)
    | at_ bool d a_jump two_same 0 everywhere yes O true none
      | at_ bool d a_jump but_none 0 everywhere yes 1%nat true none
    | at_ bool d a_jump but_one 0 everywhere yes 1%nat true none
    | at_ bool d (three 0 1 0) jump_right 0 everywhere (@whether_0 nat 2) 2%nat false [(O, 2%nat)]
    | at_ bool d (three 0 1 0) jump_right 0 everywhere (@whether_0 nat 2) O true [(O, 2%nat)]
    | at_ bool d a_jump jump_right 0 everywhere (@says nat bool false) O false none
    | at_ bool d (three 0 5 0) jump_right 0 not_5_there (follow_there not_5_there nothing yes) O true none
    | at_ bool d a_jump (@all_right nat) 0 everywhere yes O true none
      | at_ bool d a_jump jump_right 1 everywhere yes O true none
    | at_ bool d a_jump jump_right 0 everywhere no_output O true none
    | at_ Q line a_jump jump_ends (1 # 2) everywhere (@says nat Q (1 # 2)) O (1 # 2) none ].
Ltac prove_GeneralFamilies_J_general_outcome :=
  first
    [ intros M d f S kappa alpha A L F P D H t n w x r E R;
      split; [exact (same_end n t _ _ w x r (H O) (H (Datatypes.S n)) (jump_answered_alike f n (Datatypes.S n) (le_n
        _)) R E) |];
      let X := fresh in let Y := fresh in intros [X Y];
      exact (three_are_enough _ _ _ _ _ x (A (Datatypes.S n) ltac:(lia)) L Y X)
    | exists bool, d, a_jump, jump_right, 1, 0; intros A L; exact (J_general_outcome d a_jump jump_right 1 0 A L)
    | exists bool, d, a_jump, jump_right, 1, 0; intros A L F P D H;
      exact (J_general_outcome d a_jump jump_right 1 0 A L P H)
    | intros M d f S kappa alpha A L; exists Q_field, (faces 0), everywhere; intros H;
      exact (J_general_outcome d f S kappa alpha A L (faces 0) H) ].

(** ** X1 *)

(** Says [true] unless evaluation 0 is 0 at a level. *)
Definition unless_0 {W} (l : nat) : recipe W bool :=
  {| reads := fun _ => [(O, l)]; answer := fun _ vs => Some (negb (Qeq_bool (hd 0 vs) 0)) |}.
(** Answers that are 0 everywhere: those about the limit of [far] and of [forks 0 far far], and about no member. *)
Definition zeros (o : oracle) : Prop := forall l, Qeq_bool (o O l) 0 = true.
Definition fork_both_far := forks 0 far far.
Lemma zeros_limit : zeros (jump_information far O).
Proof.
  intros l. apply Qeq_bool_iff. change (nearest 0 l == 0). unfold nearest.
  rewrite (Qfloor_comp (0 * power 2 l + (1 # 2)) (1 # 2)) by lra. reflexivity.
Qed.
Lemma beyond n : Qeq_bool (as_limit (fun _ => 0) (fun _ => 1) n O (S n)) 0 = false.
Proof.
  unfold as_limit. rewrite (proj2 (Nat.leb_gt (S n) n)) by lia.
  destruct (Qeq_bool (nearest 1 (S n)) 0) eqn:E; [| reflexivity]. exfalso. apply Qeq_bool_iff in E.
  pose proof (nearest_error 1 (S n)) as B. rewrite E in B. cbn [power] in B.
  assert (power (1 # 2) n <= 1) by (apply (power_half_decreases 0 n); lia).
  apply Qabs_Qle_condition in B. lra.
Qed.
Lemma not_zeros n : ~ zeros (jump_information far (S n)).
Proof. intros H. specialize (H (S (S n))). rewrite (beyond (S n) : Qeq_bool (jump_information far (S n) O (S (S n))) 0
  = false) in H. discriminate H. Qed.
Lemma not_zeros_fork i n : (1 <= n)%nat -> ~ zeros (fork_information fork_both_far (Member i n)).
Proof.
  intros L H. destruct n as [| n]; [lia |]. specialize (H (S (S n))).
  assert (E : fork_information fork_both_far (Member i (S n)) O (S (S n)) = as_limit (fun _ => 0) (fun _ => 1) (S n) O
    (S (S n))).
  { destruct i; reflexivity. }
  rewrite E, beyond in H. discriminate H.
Qed.
Ltac not_asked ::=
  first [ apply not_zeros | apply not_zeros_fork; lia
        | let h := fresh in intro h; vm_compute in h; first [discriminate h | apply h; reflexivity] ].
Ltac asks ::= first [ exact I | exact zeros_limit | vm_compute; first [exact I | reflexivity | discriminate | intro;
  discriminate] ].

Definition one_says {W} : recipe W bool := says true.
Definition false_says {W} : recipe W bool := says false.
Definition silent {W} : recipe W bool := says_nothing.
Ltac flags_jump at_ :=
  first
    [ at_ bool d a_jump jump_right 0 everywhere (faces 1) (@one_says unit) toss (1 # 2)
    | at_ bool d a_jump jump_right 0 everywhere (faces 0) (@silent unit) (@false_says nat) 1
    | at_ bool d a_jump jump_right 0 everywhere (faces 0) (@one_says unit) (@one_says nat) 1
    | at_ bool d a_jump jump_right 0 everywhere (faces 1) (@one_says unit) toss 0
    | at_ bool d a_jump jump_right 0 everywhere (faces 0) (@one_says unit) (@one_says nat) 5
    | at_ bool d a_jump jump_right 0 everywhere (faces 0) (@one_says unit) (@silent nat) 5
    | at_ bool d a_jump jump_right 1 everywhere (faces 0) (@one_says unit) (@one_says nat) 1
    | at_ bool d a_jump (@all_right nat) 0 everywhere (faces 0) (@one_says unit) (@one_says nat) 1
    | at_ bool d (three 0 1 0) but_one 0 everywhere (faces 0) (@one_says unit) (@whether_0 nat 2) 1
    | at_ bool d (three 0 1 0) but_none 0 everywhere (faces 0) (@one_says unit) (@whether_0 nat 2) 1
    | at_ bool d (three 0 1 0) one_only 0 everywhere (faces 0) (@false_says unit) (@unless_0 nat 2) 1
    | at_ bool d (three 0 1 0) (three_sets is_true nothing nothing) 0 everywhere (faces 0) (@unless_0 unit 2)
      (@false_says nat) 1
    | at_ bool d far jump_right 0 zeros (faces 0) (follow_there zeros anything (@one_says unit)) (follow zeros
      (@one_says nat)) 1
    | at_ Q line a_jump jump_ends (1 # 2) everywhere (faces 0) (@says unit Q (1 # 2)) (@one_says nat) 1 ].
Ltac refute_GeneralFamilies_X1_general_jump m :=
  let at_ M D f S alpha E P t A b :=
    (refuted_at m (M ;; D ;; f ;; S ;; 1 ;; alpha ;; Q_field ;; P ;; E ;; t ;; A ;; b ;; tt)) in
  first [ RefuteGeneralEvents.X1_jump_without_events m | flags_jump at_ ].
Ltac refute_GeneralFamilies_X1_general_jump_above m :=
  let at_ M D f S alpha E P t A b :=
    (first [ refuted_at m (M ;; D ;; f ;; S ;; 1 ;; alpha ;; Q_field ;; P ;; E ;; t ;; A ;; b ;; tt)
           | refuted_at m (M ;; D ;; f ;; S ;; 1 ;; alpha ;; Q_field ;; P ;; E ;; t ;; A ;; b ;; 1%nat ;; 1%nat ;;
             tt) ]) in
  first [ RefuteGeneralEvents.X1_jump_without_events m
        | refuted_at m (bool ;; d ;; a_jump ;; jump_right ;; 1 ;; 0 ;; Q_field ;; faces 0 ;; everywhere ;;
    @silent unit ;; @false_says nat ;; 1 ;; tt ;; Last ;; tt)
        | flags_jump at_ ].

(** Outputs need to be wrong about the members from some one on. *)
Ltac no_common A L :=
  let x := fresh in let X := fresh in let n := fresh in let N := fresh in let Y := fresh in
  intros x X; exists 2%nat; intros n N Y;
  first [ exact (three_are_enough _ _ _ _ _ x (A n ltac:(lia)) L Y X)
    | exact (accurate_not_both _ _ _ _ _ x (A n ltac:(lia)) L Y X) ].
Ltac prove_GeneralFamilies_X1_general_jump_above :=
  first
    [ intros M d f S kappa alpha A L F P D H t E K; exists (@fzero F); let b := fresh in intros b; exfalso; clear - b;
      fra
    | intros M d f S kappa alpha A L F P D H t E K b;
      apply (flags_above P (jump_information f) (fun n => accurate d alpha (S n)) t E H (jump_answered_alike f) K b);
        no_common A L
    | exists bool, d, a_jump, jump_right, 1, 0; intros A L; exact (X1_general_jump_above d a_jump jump_right 1 0 A L)
    | intros M d f S kappa alpha A L; exists Q_field, (faces 0), everywhere;
      intros H; exact (X1_general_jump_above d f S kappa alpha A L (faces 0) H)
    | intros M d f S kappa alpha A L F P D H; exists (follow D says_nothing), (follow D says_nothing);
      exact (X1_general_jump_above d f S kappa alpha A L P H _ _) ].
Ltac prove_GeneralFamilies_X1_general_jump :=
  first
    [ intros M d f S kappa alpha A L F P D H t E K b J C; destruct (lt_le_dec (@of_Q F (1 # 2)) b) as [B |];
      [exfalso | assumption];
      destruct (flags_above P (jump_information f) (fun n => accurate d alpha (S n)) t E H (jump_answered_alike f) K b
        ltac:(no_common A L) B C) as [R [k W]];
      destruct J as [J | J]; [exact (R J) |]; destruct (J k) as (n & Hn & Y); exact (W n Hn Y)
    | exists bool, d, a_jump, jump_right, 1, 0; intros A L; exact (X1_general_jump d a_jump jump_right 1 0 A L)
    | intros M d f S kappa alpha A L; exists Q_field, (faces 0), everywhere;
      intros H; exact (X1_general_jump d f S kappa alpha A L (faces 0) H)
    | intros M d f S kappa alpha A L F P D H; exists (follow D says_nothing), (follow D says_nothing);
      exact (X1_general_jump d f S kappa alpha A L P H _ _)
    | intros M d f S kappa alpha A L F P D H t E K; exists (@fzero F); intros; fra ].

(** ** X2 *)

(** Answers with the flag where evaluation 0 is 0 at level 2, or where it is not. *)
Definition flagged_at_0 {M} (x : M) (b : bool) : recipe nat (M * bool) :=
  {| reads := fun _ => [(O, 2%nat)]; answer := fun _ vs => Some (x, Bool.eqb b (Qeq_bool (hd 0 vs) 0)) |}.
Definition flagged_toss : recipe nat (bool * bool) := {| reads := fun _ => [];
  answer := fun w _ => Some ((w =? 0)%nat, true) |}.
Definition flagged_blindly : recipe bool (bool * bool) := {| reads := fun _ => [];
  answer := fun w _ => Some (w, true) |}.
Definition flagged_blindly_at_0 : recipe bool (bool * bool) :=
  {| reads := fun _ => [(O, 2%nat)]; answer := fun w vs => Some (w, Qeq_bool (hd 0 vs) 0) |}.
Definition flagged {M} (x : M) : recipe nat (M * bool) := says (x, true).
Definition unflagged {M} (x : M) : recipe nat (M * bool) := says (x, false).
Definition no_pair : recipe nat (bool * bool) := says_nothing.

Ltac false_flags_jump at_ :=
  first
    [ at_ bool d a_jump jump_right 0 everywhere (faces 1) flagged_toss 1 (1 # 2)
    | at_ bool d a_jump jump_right 0 everywhere blind flagged_blindly 1 0
    | at_ bool d (three 0 1 0) jump_right 0 everywhere blind flagged_blindly_at_0 1 0
    | at_ bool d (three 0 1 0) (three_sets is_true nothing is_false) 0 everywhere blind flagged_blindly_at_0 1 0
    | at_ bool d a_jump jump_right 0 everywhere (faces 0) (flagged true) 1 0
    | at_ bool d a_jump jump_right 0 everywhere (faces 0) (flagged false) 1 0
    | at_ bool d a_jump jump_right 0 everywhere (faces 0) (unflagged true) 0 0
    | at_ bool d a_jump jump_right 0 everywhere (faces 0) (unflagged true) 1 0
    | at_ bool d a_jump jump_right 0 everywhere (faces 0) (unflagged false) 1 0
    | at_ bool d a_jump jump_right 0 everywhere (faces 0) (unflagged true) 0 1
    | at_ bool d a_jump jump_right 0 everywhere (faces 0) (unflagged true) 5 0
    | at_ bool d a_jump jump_right 0 everywhere (faces 0) no_pair 5 0
    | at_ bool d a_jump jump_right 0 everywhere (faces 1) flagged_toss 1 0
    | at_ bool d (three 0 1 0) but_one 0 everywhere (faces 0) (flagged_at_0 true true) 1 0
    | at_ bool d (three 0 1 0) but_none 0 everywhere (faces 0) (flagged_at_0 true true) 1 0
    | at_ bool d (three 0 1 0) one_only 0 everywhere (faces 0) (flagged_at_0 false false) 1 0
    | at_ bool d a_jump (@all_right nat) 0 everywhere (faces 0) (flagged true) 1 0
    | at_ bool d a_jump jump_right 1 everywhere (faces 0) (flagged true) 1 0
    | at_ bool d far jump_right 0 zeros (faces 0) (follow_there zeros (fun _ => False) (flagged true)) 1 0
    | at_ Q line a_jump jump_ends (1 # 2) everywhere (faces 0) (flagged (1 # 2)) 1 0
    | at_ bool d a_jump jump_right 0 everywhere (faces 0) no_pair (-1 # 1) 0 ].
Ltac refute_GeneralFamilies_X2_general_jump m :=
  let at_ M D f S alpha E P A h c :=
    (refuted_at m (M ;; D ;; f ;; S ;; 1 ;; alpha ;; Q_field ;; P ;; E ;; A ;; h ;; c ;; tt)) in
  first [ RefuteGeneralEvents.X2_jump_without_events m | false_flags_jump at_ ].

Lemma false_flags {F : ordered_field} (P : probability_space F) {D : oracle -> Prop} {M : Type} (answers : nat ->
  oracle)
    (right : nat -> M -> Prop) (A : general_algorithm D (outcome P) (M * bool)) (h c : F) :
  (forall n, D (answers n)) -> (forall m n, (m < n)%nat -> agree m (answers O) (answers n)) ->
  (forall n x, (2 <= n)%nat -> right O x -> right n x -> False) ->
  let raised n := ends A (answers n) (fun y => snd y = true) in
  let raised_falsely n := ends A (answers n) (fun y => snd y = true /\ ~ right n (fst y)) in
  (forall m, ProbabilitySpaces.event P (ends_by m A (answers O) (fun y => snd y = true))) ->
  ProbabilitySpaces.event P (raised_falsely O) ->
  at_least P (raised O) h -> (forall n, at_most P (raised_falsely n) c) -> (h <= $2 * c)%F.
Proof.
  intros O Ag X raised raised_falsely E Ev Hh C. destruct (lt_le_dec ($2 * c)%F h) as [L |]; [| assumption]. exfalso.
  destruct (ends_by_some_level P A _ _ h ($(1 # 2) * (h - (c + c)))%F E Hh) as [k Hk]; [fra |].
  assert (h - $(1 # 2) * (h - (c + c)) <= c + c)%F; [| fra].
  apply (X2_general_sum P A (answers 0%nat) (answers 0%nat) (answers (S (S k))) (fun y => snd y = true)
    (fun y => snd y = true /\ ~ right 0%nat (fst y)) (fun y => snd y = true /\ ~ right (S (S k)) (fst y)) k); auto.
  - intros i l _. reflexivity.
  - intros y R N. split; [exact R |]. intros Y. apply N. split; [exact R |]. intros Y0.
    apply (X (S (S k)) (fst y) ltac:(lia) Y0 Y).
  - apply (C 0%nat).
  - apply (C (S (S k))).
Qed.
Lemma at_most_positive {F : ordered_field} (P : probability_space F) A (c : F) : at_most P A c -> (0 <= c)%F.
Proof.
  intros B. apply B. destruct (Pr_complement P _ _ (Pr_all F P)) as (s & S & E). exists (fun w => True /\ ~ True), s.
  split; [exact S |]. split; [intros w [_ N]; destruct (N Logic.I) | rewrite E; fra].
Qed.
Ltac prove_GeneralFamilies_X2_general_jump :=
  first
    [ intros M d f S kappa alpha A L F P D H t h c E Ev Hh C; pose proof (at_most_positive P _ c (C O));
      assert (h <= $2 * c)%F; [| fra];
      refine (false_flags P (jump_information f) (fun n => accurate d alpha (S n)) t h c H (jump_answered_alike f) _ E
        Ev Hh C);
      intros n x N X Y;
      first [ exact (three_are_enough _ _ _ _ _ x (A n ltac:(lia)) L Y X)
        | exact (accurate_not_both _ _ _ _ _ x (A n ltac:(lia)) L Y X) ]
    | exists bool, d, a_jump, jump_right, 1, 0; intros A L; exact (X2_general_jump d a_jump jump_right 1 0 A L)
    | intros M d f S kappa alpha A L; exists Q_field, (faces 0), everywhere;
      intros H; exact (X2_general_jump d f S kappa alpha A L (faces 0) H)
    | intros M d f S kappa alpha A L F P D H; exists (follow D says_nothing), (@fzero F), (@fzero F);
      exact (X2_general_jump d f S kappa alpha A L P H _ _ _) ].
