(** * Mutants of K and W: forks that are far apart at their first member, or have one solution for both branches *)

From Coq Require Import QArith Qround Qabs List Lqa Lia PeanoNat.
From Barriers Require Import Algorithms Probability Tapes Computation Sharpness Flags.
From Barriers Require Import TrustBarriers VacuityComputation.
From Mutants Require Import Verdicts Facts RefuteComputation.
Import ListNotations.
Open Scope Q_scope.

(** ** Families *)

(** Evaluation 0 of the limit and of the branches, of which each is given by its members 0, 1 and all others;
  solutions. *)
Definition forks (l : Q) (a b : nat -> nat -> Q) (iota : fork) (k : nat) : Q :=
  match k with O => match iota with Limit => l | Member One n => a n O | Member Two n => b n O end | S _ => 0 end.
Definition fork_sets (l : bool -> Prop) (a b : nat -> bool -> Prop) (iota : fork) : bool -> Prop :=
  match iota with Limit => l | Member One n => a n | Member Two n => b n end.
Definition each (s : bool -> Prop) (n : nat) : bool -> Prop := s.

Definition fork_far := forks 0 far zero.
Definition fork_one_close := forks 0 others_far zero.
Definition fork_first_far := forks 0 (three 0 8 0) zero.
(** [false] on the first branch, [true] on the other and on the limit. *)
Definition second := fork_sets is_true (each is_false) (each is_true).

Lemma fork_far_right info : (forall iota, is_input 1 iota -> admissible (fork_far iota) (info iota)) ->
  forall iota, is_input 1 iota -> success_at_least d (info iota) (second iota) 0 1 reader.
Proof.
  intros A iota I. apply (reader_right _ _ _ (A iota I)).
  destruct iota as [| [|] [|]]; cbn in I; try lia; first [left; split; reflexivity | right; split; [vm_compute;
    discriminate | reflexivity]].
Qed.
Lemma fork_one_close_right info : (forall iota, is_input 1 iota -> admissible (fork_one_close iota) (info iota)) ->
  forall iota, is_input 1 iota -> success_at_least d (info iota) (second iota) 0 1 reader.
Proof.
  intros A iota I. apply (reader_right _ _ _ (A iota I)).
  destruct iota as [| [|] [| [|]]]; cbn in I; try lia; first [left; split; reflexivity | right; split; [vm_compute;
    discriminate | reflexivity]].
Qed.
Definition coarse : algorithm bool := Read 0 0 (fun v => Output (Qle_bool v 4)).
Lemma coarse_right info : (forall iota, is_input 1 iota -> admissible (fork_first_far iota) (info iota)) ->
  forall i, success_at_least d (info (Member i (Nat.max (0 + 1) 1))) (second (Member i (Nat.max (0 + 1) 1))) 0 1 coarse.
Proof.
  intros A i. destruct (A (Member i 1) (le_n 1) O O) as [_ E]. apply Qabs_Qle_condition in E.
    change (Nat.max (0 + 1) 1) with 1%nat.
  apply (attains_at_least _ _ O). constructor 4; [lia |]. constructor 2; [| lra]. apply discrete_accurate.
  destruct (Qle_bool (info (Member i 1) O O) 4) eqn:B.
  - apply Qle_bool_iff in B. destruct i; [| reflexivity]. change (fork_first_far (Member One 1) 0) with 8 in E.
    cbn [power] in E. lra.
  - destruct i; [reflexivity |]. change (fork_first_far (Member Two 1) 0) with 0 in E. cbn [power] in E. exfalso.
    rewrite (proj2 (Qle_bool_iff _ _)) in B; [discriminate | lra].
Qed.
(** The first branch is as near as it may be: its first member is known at level 5. *)
Definition fork_near := forks 0 a_jump zero.
Lemma fork_near_close i n k : (1 <= n)%nat -> Qabs (fork_near (Member i n) k - fork_near Limit k) <= power (1 # 4) n.
Proof.
  intros H. destruct n as [| n]; [lia |]. pose proof (quarter_positive (S n)).
  destruct i, k; unfold fork_near, forks, a_jump, zero; apply (proj2 (Qabs_Qle_condition _ _)); lra.
Qed.
Lemma fork_near_right info : (forall iota, is_input 1 iota -> admissible (fork_near iota) (info iota)) ->
  forall i, success_at_least d (info (Member i (Nat.max (0 + 1) 1))) (second (Member i (Nat.max (0 + 1) 1))) 0 1 reader.
Proof.
  intros A i. change (Nat.max (0 + 1) 1) with 1%nat. apply (reader_right _ _ _ (A (Member i 1) (le_n 1))).
  destruct i; [right | left]; split; reflexivity || (vm_compute; discriminate).
Qed.
Lemma two_thirds_right info : (forall iota, is_input 1 iota -> admissible (a_fork iota) (info iota)) ->
  forall iota, is_input 1 iota ->
  success_at_least d (info iota) (fork_right iota) 0 (2 # 3) (two_thirds true false (Sharpness.reader 0 1 true false
    0)).
Proof.
  intros A. destruct (K_sharp d a_fork fork_right 0 1 info true false 0 1 A
    (fun n _ => discrete_accurate (fork_right (Member One n)) true eq_refl)
    (fun n _ => discrete_accurate (fork_right (Member Two n)) false eq_refl)
    (discrete_accurate (fork_right Limit) true I) (discrete_accurate (fork_right Limit) false I)
    (fun n _ => quarter_positive n) (fun n _ => quarter_positive n)) as [_ S].
  intros iota H. apply (S iota H).
Qed.
Lemma two_thirds_there : forall iota, is_input 1 iota ->
  success_at_least d (fork_information a_fork iota) (fork_right iota) 0 (2 # 3)
    (two_thirds true false (Sharpness.reader 0 1 true false 0)).
Proof. apply two_thirds_right. intros iota I. apply (K_admissible a_fork 1 (le_n 1) a_fork_close iota I). Qed.
#[global] Hint Resolve fork_far_right fork_one_close_right coarse_right fork_near_close fork_near_right two_thirds_right
  two_thirds_there : readers.

Definition thirds := two_thirds true false (Sharpness.reader 0 1 true false 0).
(** As [reader], but reading level 2. *)
Definition reader_2 : algorithm bool := Read 0 2 (fun v => Output (Qle_bool v (1 # 8))).
Definition fork_ends (iota : fork) (x : Q) : Prop :=
  match iota with Limit => x = 0 \/ x = 1 | Member One _ => x = 0 | Member Two _ => x = 1 end.
Definition wrong_fork_information : fork -> oracle := fun _ _ _ => 5.
Definition fork_zero : fork -> nat -> Q := fun _ _ => 0.
Definition all_forks : fork -> bool -> Prop := fun _ => anything.

(** ** What holds *)

Section Agreeing.
Context {M : Type} (d : metric M) (info : fork -> oracle) (solutions : fork -> M -> Prop) (alpha : Q) (first less :
  nat).
Hypothesis agrees : forall i n m, (first <= n)%nat -> (m + less <= n)%nat -> agree m (info Limit) (info (Member i n)).
Hypothesis not_both : exists N, forall n x, (N <= n)%nat -> (first <= n)%nat ->
  accurate d alpha (solutions (Member One n)) x -> accurate d alpha (solutions (Member Two n)) x -> False.

Lemma halting_bound t b h : probability_at_least (info Limit) (fun _ => True) h t ->
  (forall iota, is_input first iota -> success_at_least d (info iota) (solutions iota) alpha b t) -> 2 * b <= 2 - h.
Proof.
  intros A B. destruct not_both as [N E]. apply Qnot_lt_le; intros C. set (e := (1 # 4) * (2 * b - (2 - h))).
  assert (He : 0 < e) by (unfold e; lra).
  destruct (A e He) as [m A']. pose (n := (first + N + m + less)%nat).
  destruct (B (Member One n) ltac:(cbn; unfold n; lia) e He) as [m1 B1].
  destruct (B (Member Two n) ltac:(cbn; unfold n; lia) e He) as [m2 B2].
  assert (S : b - e + (b - e) <= 2 - (h - e)).
  { apply (coupling_two _ _ _ _ _ _ _ _ _ _ _ _ _ A' (agrees One n m ltac:(unfold n; lia) ltac:(unfold n; lia))
      (agrees Two n m ltac:(unfold n; lia) ltac:(unfold n; lia)) (fun x => E n x ltac:(unfold n; lia) ltac:(unfold n;
        lia)) B1 B2). }
  unfold e in *. lra.
Qed.
Lemma halting_half t b : halts_almost_surely (info Limit) t ->
  (forall iota, is_input first iota -> success_at_least d (info iota) (solutions iota) alpha b t) -> b <= 1 # 2.
Proof. intros A B. pose proof (halting_bound t b 1 A B). lra. Qed.
Lemma any_two_thirds t b :
  (forall iota, is_input first iota -> success_at_least d (info iota) (solutions iota) alpha b t) -> b <= 2 # 3.
Proof.
  intros B. assert (2 * b <= 2 - b); [| lra]. apply (halting_bound t b b); [| exact B].
  intros e He. destruct (B Limit I e He) as [m A]. exists m. revert A. apply attains_weaken; auto.
Qed.
Lemma weak_half i t m n b : (m + less <= n)%nat -> (first <= n)%nat ->
  (forall x, accurate d alpha (solutions (Member One n)) x -> accurate d alpha (solutions (Member Two n)) x -> False) ->
  reads_to (info (Member i n)) m t ->
  (forall i, success_at_least d (info (Member i n)) (solutions (Member i n)) alpha b t) -> b <= 1 # 2.
Proof.
  intros Hm Hn E R B. apply Qnot_lt_le; intros C. set (e := (1 # 2) * (b - (1 # 2))).
  assert (He : 0 < e) by (unfold e; lra).
  destruct (B One e He) as [m1 B1]. destruct (B Two e He) as [m2 B2].
  assert (A : forall j, agree m (info (Member i n)) (info (Member j n))).
  { intros j k l Hl. rewrite <- (agrees i n m Hn Hm k l Hl). apply (agrees j n m Hn Hm k l Hl). }
  assert (S : b - e + (b - e) <= 1); [| unfold e in *; lra]. destruct i.
  - apply (reads_to_attains _ _ m _ _ _ R) in B1. apply (coupling _ _ _ _ _ _ _ _ _ B1 (A Two) E B2).
  - apply (reads_to_attains _ _ m _ _ _ R) in B2. apply (coupling _ _ _ _ _ _ _ _ _ B2 (A One) (fun x X Y => E x Y X)
    B1).
Qed.
End Agreeing.

(** Information that is the limit's up to the level before, wherever the members are within 2^-n. *)
Definition before (f : fork -> nat -> Q) (iota : fork) : oracle :=
  match iota with
  | Member i (S n) => as_limit (f Limit) (f iota) n
  | _ => fun k l => nearest (f iota k) l
  end.
Lemma before_admissible f iota :
  (forall i n k, iota = Member i (S n) -> Qabs (f iota k - f Limit k) <= power (1 # 2) (S n)) -> admissible (f iota)
    (before f iota).
Proof.
  destruct iota as [| i [| n]]; [intros _; apply nearest_admissible.. |]. intros C k l. specialize (C i n k eq_refl).
  unfold before, as_limit. destruct (Nat.leb_spec l n) as [Hl |]; [| apply (nearest_admissible (f (Member i (S n))) k
    l)].
  split; [apply nearest_dyadic |]. pose proof (nearest_error (f Limit k) l) as E.
  assert (power (1 # 2) (S n) <= power (1 # 2) (S l)) by (apply power_half_decreases; lia).
  apply Qabs_Qle_condition in E. apply Qabs_Qle_condition in C. apply Qabs_Qle_condition. cbn [power] in *. lra.
Qed.
Lemma before_agrees f i n m : (m + 1 <= n)%nat -> agree m (before f Limit) (before f (Member i n)).
Proof. destruct n as [| n]; [lia |]. intros H. apply as_limit_agrees. lia. Qed.

(** The information of K, and the evaluations' own answers for what is no input. *)
Definition input_information (f : fork -> nat -> Q) (first : nat) (iota : fork) : oracle :=
  match iota with
  | Member i n => if (Nat.max 1 first <=? n)%nat then fork_information f iota else fun k l => nearest (f iota k) l
  | Limit => fork_information f Limit
  end.
Lemma input_admissible f first :
  (forall i n k, (first <= n)%nat -> Qabs (f (Member i n) k - f Limit k) <= power (1 # 4) n) ->
  forall iota, admissible (f iota) (input_information f first iota).
Proof.
  intros C [| i n]; [apply nearest_admissible |]. cbn [input_information].
  destruct (Nat.leb_spec (Nat.max 1 first) n); [| apply nearest_admissible].
  apply (K_admissible f (Nat.max 1 first) ltac:(lia)); [| exact H]. intros j l k L. apply C. lia.
Qed.
Lemma input_agrees f first i n m : (first <= n)%nat -> (1 <= n)%nat -> (m <= n)%nat ->
  agree m (input_information f first Limit) (input_information f first (Member i n)).
Proof.
  intros F O Hm. cbn [input_information]. rewrite (proj2 (Nat.leb_le (Nat.max 1 first) n) ltac:(lia)).
    apply as_limit_agrees, Hm.
Qed.

Lemma K_parts {M} (d : metric M) info (solutions : fork -> M -> Prop) alpha first less :
  (forall i n m, (first <= n)%nat -> (1 <= n)%nat -> (m + less <= n)%nat -> agree m (info Limit) (info (Member i n))) ->
  (forall n x, (first <= n)%nat -> accurate d alpha (solutions (Member One n)) x ->
     accurate d alpha (solutions (Member Two n)) x -> False) ->
  (forall t b, (forall iota, is_input first iota -> success_at_least d (info iota) (solutions iota) alpha b t) -> b <= 2
    # 3) /\
  (forall t b, halts_almost_surely (info Limit) t ->
     (forall iota, is_input first iota -> success_at_least d (info iota) (solutions iota) alpha b t) -> b <= 1 # 2) /\
  forall i m n t b, (m + less <= n)%nat -> (first <= n)%nat -> (1 <= n)%nat -> reads_to (info (Member i n)) m t ->
    (forall i, success_at_least d (info (Member i n)) (solutions (Member i n)) alpha b t) -> b <= 1 # 2.
Proof.
  intros A E.
  assert (In : forall iota, is_input (Nat.max 1 first) iota -> is_input first iota) by (intros [| i n];
    unfold is_input; [auto | lia]).
  assert (A' : forall i n m, (Nat.max 1 first <= n)%nat -> (m + less <= n)%nat -> agree m (info Limit) (info (Member i
    n)))
    by (intros; apply A; lia).
  assert (E' : exists N, forall n x, (N <= n)%nat -> (Nat.max 1 first <= n)%nat ->
    accurate d alpha (solutions (Member One n)) x -> accurate d alpha (solutions (Member Two n)) x -> False)
    by (exists O; intros n x _ Hn; apply E; lia).
  split; [| split].
  - intros t b H. apply (any_two_thirds d info solutions alpha (Nat.max 1 first) less A' E' t b). intros; apply H, In;
    assumption.
  - intros t b T H. apply (halting_half d info solutions alpha (Nat.max 1 first) less A' E' t b T). intros;
    apply H, In; assumption.
  - intros i m n t b Hm Hn O R H.
    apply (weak_half d info solutions alpha (Nat.max 1 first) less A' i t m n b Hm ltac:(lia) (fun x => E n x Hn) R H).
Qed.

(** ** K and its parts *)

Ltac refute_Computation_K m :=
  let at_ f S alpha t b := (falsify m (bool ;; d ;; f ;; S ;; 1 ;; 1%nat ;; wrong_fork_information ;; alpha ;; t ;;
    b ;; tt)) in
  let weak f S alpha n t b := (falsify m (bool ;; d ;; f ;; S ;; 1 ;; 1%nat ;; wrong_fork_information ;; alpha ;; n ;;
    t ;; b ;; tt)) in
  let midpoint _ := (falsify m (Q ;; line ;; a_fork ;; fork_ends ;; 1 ;; 1%nat ;; wrong_fork_information ;; (1 # 2) ;;
    Output (1 # 2) ;; 1 ;; tt)) in
  (* What some changes show is tried before the rest. *)
  first
    [ lazymatch type of m with context [1 * _ < _] => midpoint tt | context [2 * _ <= _] => midpoint tt
      | context [@eq nat _ _] => at_ fork_one_close second 0 reader 1
      | context [exists _ : branch, _] => weak a_fork fork_right 0 O (Output true) 1
      | context [forall _ : fork -> oracle, _] =>
          falsify m (bool ;; d ;; fork_zero ;; fork_right ;; 1 ;; 1%nat ;; wrong_fork_information ;; Limit ;; tt) end
    | weak a_fork (fork_sets anything (three_sets is_true is_true is_false) (each is_true)) 0 O (Output true) 1
    | weak a_fork (fork_sets anything (each is_true) (three_sets is_true is_true is_false)) 0 O (Output true) 1
    | weak a_fork (fork_sets anything (three_sets is_true is_false is_true) (each is_true)) 0 1%nat (Output true) 1
    | weak a_fork (fork_sets anything (each is_true) (three_sets is_true is_false is_true)) 0 1%nat (Output true) 1
    | at_ a_fork all_forks 0 (Output true) 1 | at_ a_fork fork_right 0 thirds (2 # 3)
    | at_ a_fork fork_right 1 (Output true) 1
    | weak a_fork fork_right 0 O tossed (1 # 2) | at_ a_fork fork_right 0 tossed (1 # 2)
    | weak fork_first_far second 0 O coarse 1 | weak fork_near second 0 O reader 1
    | weak a_fork fork_right 0 O tossed 0 | at_ a_fork fork_right 0 tossed 0
    | at_ a_fork fork_right 0 (Output true) 1
    | midpoint tt
    | at_ a_fork fork_right 0 tossed 5 | weak a_fork fork_right 0 O tossed 5 | weak a_fork fork_right 0 O (Output true)
      1
    | at_ fork_far second 0 reader 1 | at_ fork_one_close second 0 reader 1
    | falsify m (bool ;; d ;; fork_zero ;; fork_right ;; 1 ;; 1%nat ;; wrong_fork_information ;; Limit ;; tt) ].

(** No output is right on both branches: the sets are apart, or one is apart from itself. *)
Ltac not_both A L :=
  let n := fresh "n" in let x := fresh "x" in let Hn := fresh "Hn" in let X := fresh "X" in let Y := fresh "Y" in
  intros n x Hn X Y;
  first
    [ exact (three_are_enough _ _ _ _ _ x (A n n ltac:(lia) ltac:(lia)) L X Y)
    | exact (accurate_not_both _ _ _ _ _ x (A n n ltac:(lia) ltac:(lia)) L X Y)
    | exact (accurate_not_both _ _ _ _ _ x (A n n ltac:(lia) ltac:(lia)) L X X)
    | exact (accurate_not_both _ _ _ _ _ x (A n n ltac:(lia) ltac:(lia)) L Y Y) ].

Ltac prove_Computation_K :=
  cbv zeta; intros M d f S kappa first;
  let rest A info less agr :=
    (let alpha := fresh "alpha" in let L := fresh "L" in let P := fresh "P" in let P' := fresh "P'" in let W := fresh "W" in
     intros alpha L; destruct (K_parts d info S alpha first less) as (P & P' & W); [agr | not_both A L |];
     split; [exact P | split; [exact P' |]];
     let m := fresh "m" in let t := fresh "t" in let b := fresh "b" in let R := fresh "R" in let H := fresh "H" in
     intros m t b; cbv zeta; intros R H; first [apply (W One m _ t b) in R | apply (W Two m _ t b) in R]; try exact H;
       try lia; exact R) in
  let go C A :=
    (first
      [ exists (input_information f first); split; [intros; apply input_admissible; exact C |];
        rest A (input_information f first) 0%nat ltac:(intros; apply input_agrees; lia)
      | exists (before f); split;
        [ intros iota Hi; apply before_admissible; intros i n k ->; eapply Qle_trans; [apply C;
          exact Hi | apply power_grows; lra] |];
        rest A (before f) 1%nat ltac:(intros; apply before_agrees; lia) ]) in
  first [intros F C A; go C A | intros C A; go C A].

(** What the three inequalities assume alike: the limit and the first two members of each branch. *)
Definition fork_three (l a b : Q) := forks l (three 0 a 0) (three 0 b 0).
Definition same_first := fork_sets anything (three_sets is_true is_true is_false) (each is_true).
Definition same_first' := fork_sets anything (each is_true) (three_sets is_true is_true is_false).
Definition same_later := fork_sets anything (three_sets is_true is_false is_true) (each is_true).
Definition same_later' := fork_sets anything (each is_true) (three_sets is_true is_false is_true).
Definition same_zero := fork_sets anything (three_sets is_true is_false is_false) (each is_true).
(** The first member of the first branch alone is not solved by [true]. *)
Definition first_alone := fork_sets is_true (three_sets is_true is_false is_true) (each is_true).

Ltac refute_Computation_K_fork m :=
  let at_ f S alpha t b := (falsify m (bool ;; d ;; f ;; S ;; 1 ;; alpha ;; 1%nat ;; t ;; b ;; tt)) in
  first
    [ at_ a_fork all_forks 0 (Output true) 1 | at_ a_fork fork_right 0 thirds (2 # 3)
    | at_ (fork_three 0 1 0) first_alone 0 reader_2 1 | at_ (forks 0 zero (three 0 1 0)) (fork_sets is_true (each
      is_true) (three_sets is_true is_false is_true)) 0 reader_2 1
    | at_ a_fork fork_right 1 (Output true) 1 | at_ a_fork fork_right 0 tossed (1 # 2) | at_ a_fork fork_right 0 (Output
      true) 1
    | at_ a_fork fork_right 0 tossed 0 | at_ a_fork fork_right 0 tossed 5
    | falsify m (Q ;; line ;; a_fork ;; fork_ends ;; 1 ;; (1 # 2) ;; 1%nat ;; Output (1 # 2) ;; 1 ;; tt) ].
Ltac refute_Computation_K_fork_halting m := refute_Computation_K_fork m.
Ltac fork_holds :=
  cbv zeta; let M := fresh "M" in let A := fresh "A" in let L := fresh "L" in
  intros M d f S kappa alpha first;
  let go A L :=
    (let P := fresh "P" in let P' := fresh "P'" in let W := fresh "W" in
     destruct (K_parts d (fork_information f) S alpha first 0) as (P & P' & W);
     [intros; apply as_limit_agrees; lia | not_both A L |];
     first
       [ exact P | exact P'
       | let t := fresh "t" in let m := fresh "m" in let b := fresh "b" in let R := fresh "R" in let H := fresh "H" in
         intros t m b R H; first [apply (W One m _ t b) in R | apply (W Two m _ t b) in R]; try exact H; try lia;
           exact R ]) in
  first [intros F A L; go A L | intros A L; go A L].
(** The apart sets may begin one later, where the information is the limit's for as long as one likes. *)
Ltac later_holds :=
  intros M d f S kappa alpha first F A L t b;
  let E := fresh "E" in
  assert (E : exists N, forall n x, (N <= n)%nat -> (first <= n)%nat ->
    accurate d alpha (S (Member One n)) x -> accurate d alpha (S (Member Two n)) x -> False)
    by (exists (Datatypes.S first); intros n x N _ X Y; exact (accurate_not_both _ _ _ _ _ x (A n n ltac:(lia)
      ltac:(lia)) L X Y));
  first
    [ apply (any_two_thirds d (fork_information f) S alpha first 0); [intros; apply as_limit_agrees; lia | exact E]
    | apply (halting_half d (fork_information f) S alpha first 0); [intros; apply as_limit_agrees; lia | exact E] ].
Ltac prove_Computation_K_fork := first [fork_holds | later_holds].
Ltac prove_Computation_K_fork_halting := prove_Computation_K_fork.

Ltac refute_Computation_K_sum m :=
  let at_ f S alpha t k n k1 k2 h p q :=
    (falsify m (bool ;; d ;; f ;; S ;; 1 ;; alpha ;; 1%nat ;; t ;; k ;; n ;; k1 ;; k2 ;; h ;; p ;; q ;; tt)) in
  let yes S n := (at_ a_fork S 0 (Output true) O n O O 1 1 1) in
  first
    [ yes same_first 1%nat | yes same_first' 1%nat | yes same_later 2%nat | yes same_later' 2%nat | yes same_zero O
    | yes all_forks 1%nat | yes fork_right 1%nat | at_ a_fork fork_right 0 (Output false) O 1%nat O O 1 1 1
    | at_ a_fork fork_right 1 (Output true) O 1%nat O O 1 1 1
    | at_ a_fork fork_right 0 tossed O 1%nat O O 1 (1 # 2) (1 # 2) | at_ a_fork fork_right 0 tossed O 1%nat O O 0 0 0
    | at_ a_fork fork_right 0 tossed O 1%nat O O 5 0 0 | at_ a_fork fork_right 0 tossed O 1%nat O O 0 5 0
    | at_ a_fork fork_right 0 tossed O 1%nat O O 0 0 5
    | at_ (fork_three 0 1 0) second 0 reader 5%nat 1%nat 5%nat 5%nat 1 1 1
    | falsify m (Q ;; line ;; a_fork ;; fork_ends ;; 1 ;; (1 # 2) ;; 1%nat ;; Output (1 # 2) ;; O ;; 1%nat ;; O ;; O ;;
      1 ;; 1 ;; 1 ;; tt) ].

Ltac refute_Computation_W_sum m :=
  let at_ f S alpha t k n k1 k2 p q :=
    (falsify m (bool ;; d ;; f ;; S ;; 1 ;; alpha ;; 1%nat ;; t ;; k ;; n ;; k1 ;; k2 ;; p ;; q ;; tt)) in
  let yes S n := (at_ a_fork S 0 (Output true) O n O O 1 1) in
  first
    [ yes same_first 1%nat | yes same_first' 1%nat | yes same_later 2%nat | yes same_later' 2%nat | yes same_zero O
    | yes all_forks 1%nat | yes fork_right 1%nat | at_ a_fork fork_right 0 (Output false) O 1%nat O O 1 1
    | at_ a_fork fork_right 1 (Output true) O 1%nat O O 1 1
    | at_ a_fork fork_right 0 tossed O 1%nat O O (1 # 2) (1 # 2) | at_ a_fork fork_right 0 tossed O 1%nat O O 0 0
    | at_ a_fork fork_right 0 tossed O 1%nat O O 5 0 | at_ a_fork fork_right 0 tossed O 1%nat O O 0 5
    | at_ (fork_three 0 1 0) second 0 reader 5%nat 1%nat 5%nat 5%nat 1 1
    | at_ (fork_three 0 1 0) second 0 reader O 1%nat 5%nat 5%nat 1 1
    | falsify m (Q ;; line ;; a_fork ;; fork_ends ;; 1 ;; (1 # 2) ;; 1%nat ;; Output (1 # 2) ;; O ;; 1%nat ;; O ;; O ;;
      1 ;; 1 ;; tt) ].

(** Of 3 alpha < kappa, of sets apart from themselves, and of answers about one branch twice. *)
Ltac excluded A L Hn :=
  let x := fresh "x" in let X := fresh "X" in let Y := fresh "Y" in
  intros x X Y;
  first
    [ exact (three_are_enough _ _ _ _ _ x (A _ _ Hn Hn) L X Y) | exact (accurate_not_both _ _ _ _ _ x (A _ _ Hn Hn) L X
      Y)
    | exact (accurate_not_both _ _ _ _ _ x (A _ _ Hn Hn) L X X) | exact (accurate_not_both _ _ _ _ _ x (A _ _ Hn Hn) L Y
      Y)
    | exact (accurate_not_both _ _ _ _ _ x (A _ _ Hn Hn) L Y X) ].
Lemma fork_branches_agree f i j n m : (m <= n)%nat -> agree m (fork_information f (Member i n)) (fork_information f
  (Member j n)).
Proof.
  intros H k l Hl. transitivity (nearest (f Limit k) l); [symmetry |].
  - apply (as_limit_agrees (f Limit) (f (Member i n)) n m H k l Hl).
  - apply (as_limit_agrees (f Limit) (f (Member j n)) n m H k l Hl).
Qed.
Lemma same_branch {M} o (G H : M -> Prop) m1 m2 t h p q m o0 : (forall x, G x -> H x -> False) ->
  attains o0 (fun _ => True) m t h -> attains o G m1 t p -> attains o H m2 t q -> p + q <= 2 - h.
Proof.
  intros E A P Q. pose proof (attains_le_one _ _ _ _ _ A).
  pose proof (coupling _ _ _ _ _ _ _ _ _ P (fun _ _ _ => eq_refl) E Q). lra.
Qed.
Ltac prove_Computation_K_sum :=
  intros M d f S kappa alpha first A L t m n m1 m2 h p q Hm Hn B P Q;
  first
    [ apply (coupling_two _ _ _ _ _ _ _ _ _ _ _ _ _ B (as_limit_agrees (f Limit) (f (Member One n)) n m Hm)
        (as_limit_agrees (f Limit) (f (Member Two n)) n m Hm)) with (3 := P) (4 := Q)
    | refine (coupling_two _ _ _ _ _ _ _ _ _ _ _ _ _ B (as_limit_agrees (f Limit) (f (Member One n)) n m Hm)
        (as_limit_agrees (f Limit) (f (Member Two n)) n m Hm) _ P Q)
    | refine (same_branch _ _ _ _ _ _ _ _ _ _ _ _ B P Q) ];
  excluded A L Hn.
Ltac prove_Computation_W_sum :=
  intros M d f S kappa alpha first A L t m n m1 m2 p q Hm Hn R P Q;
  first
    [ refine (coupling _ _ _ _ _ _ _ _ _ (reads_to_attains _ _ _ _ _ _ R P) (fork_branches_agree f One Two n m Hm) _ Q);
      excluded A L Hn
    | refine (coupling _ _ _ _ _ _ _ _ _ P (fun _ _ _ => eq_refl) _ Q); excluded A L Hn
    | let B := fresh "B" in
      assert (B : q + p <= 1); [| lra];
      refine (coupling _ _ _ _ _ _ _ _ _ (reads_to_attains _ _ _ _ _ _ R Q) (fork_branches_agree f Two One n m Hm) _ P);
        excluded A L Hn ].

Ltac refute_Computation_W_weak_fork m :=
  let at_ f S alpha t n b := (falsify m (bool ;; d ;; f ;; S ;; 1 ;; alpha ;; 1%nat ;; t ;; n ;; b ;; tt)) in
  let yes S n := (at_ a_fork S 0 (Output true) n 1) in
  first
    [ yes same_first O | yes same_first' O | yes same_later 1%nat | yes same_later' 1%nat | yes all_forks O | yes
      fork_right O
    | at_ a_fork fork_right 1 (Output true) O 1 | at_ a_fork fork_right 0 tossed O (1 # 2) | at_ a_fork fork_right 0
      tossed O 0
    | at_ a_fork fork_right 0 tossed O 5 | at_ (fork_three 0 1 0) second 0 reader O 1
    | falsify m (Q ;; line ;; a_fork ;; fork_ends ;; 1 ;; (1 # 2) ;; 1%nat ;; Output (1 # 2) ;; O ;; 1 ;; tt) ].
Ltac prove_Computation_W_weak_fork := fork_holds.

Ltac refute_Computation_K_admissible m :=
  let at_ f first iota := (falsify m (f ;; first ;; iota ;; tt)) in
  first
    [ at_ (forks (1 # 2) (three (-1 # 2) (1 # 2) (1 # 2)) (fun _ _ => 1 # 2)) O (Member One 0)
    | at_ (forks 0 (three 8 0 0) zero) 1%nat (Member One 0) | at_ (forks 0 (three 0 8 0) zero) 1%nat (Member One 1)
    | at_ (forks 0 (three 0 0 8) zero) 1%nat (Member One 2)
    | at_ (forks (1 # 4) (three 0 (-1 # 4) (1 # 4)) (fun _ _ => 1 # 4)) 1%nat (Member One 1)
    | at_ (forks (1 # 4) (three 0 (-1 # 12) (1 # 4)) (fun _ _ => 1 # 4)) 1%nat (Member One 1) ].
Ltac prove_Computation_K_admissible :=
  intros f first F C; apply K_admissible; [exact F |]; intros i n k Hn; eapply Qle_trans; [apply C; exact Hn |];
  apply power_grows; lra.
