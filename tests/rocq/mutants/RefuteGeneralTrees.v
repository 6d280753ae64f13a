(** * Mutants about trees as general algorithms, about events, and about the number of samples *)

From Coq Require Import QArith Qabs List Lqa Lia PeanoNat.
From Barriers Require Import OrderedFields ProbabilitySpaces Algorithms Probability Tapes Computation Sharpness.
From Barriers Require Import GeneralAlgorithms GeneralTrees Samples.
From Barriers Require Import TrustBarriers VacuityComputation.
From Mutants Require Import Verdicts Facts RefuteComputation RefuteComputationForks RefuteGeneral.
Import ListNotations.
Open Scope Q_scope.

(** ** The couplings *)

Ltac refute_GeneralTrees_J_trees_sum m :=
  let at_ o o' H G m1 m2 t h p := (falsify m (bool ;; o ;; o' ;; H ;; G ;; m1 ;; m2 ;; t ;; h ;; p ;; tt)) in
  first
    [ at_ o0 o0 is_true is_true O O (Output true) 1 1
    | at_ o0 o0 is_true is_false O O (Output true) 1 0 | at_ o0 o0 is_true is_false O O (Output true) 0 0
    | at_ (at_0 1) o0 is_false is_true O O (Read 0 0 (fun v => Output (Qle_bool v (1 # 8)))) 1 1
    | at_ o0 o0 is_true is_false O O (Output false) 5 0 | at_ o0 o0 is_true is_false O O (Output true) 0 5 ].
Ltac prove_GeneralTrees_J_trees_sum := exists bool, o0, o0, is_true, is_false, O, O, tossed, 0, 0; apply J_trees_sum.

Ltac refute_GeneralTrees_K_trees_sum m :=
  let at_ o o1 o2 H G t h p q := (falsify m (bool ;; o ;; o1 ;; o2 ;; H ;; G ;; O ;; O ;; O ;; t ;; h ;; p ;; q ;;
    tt)) in
  let reading_0 := constr:(Read 0 0 (fun v => Output (Qle_bool v (1 # 8)))) in
  first
    [ at_ o0 o0 o0 is_true is_true (Output true) 1 1 1
    | at_ o0 o0 o0 is_true is_false (Output true) 1 1 0 | at_ o0 o0 o0 is_true is_false (Output true) 0 0 0
    | at_ o0 (at_0 1) o0 is_false is_true reading_0 1 1 1 | at_ o0 o0 (at_0 1) is_true is_false reading_0 1 1 1
    | at_ o0 o0 o0 is_true is_false (Output false) 5 0 0 | at_ o0 o0 o0 is_true is_false (Output true) 0 5 0
    | at_ o0 o0 o0 is_true is_false (Output true) 0 0 5 ].
Ltac prove_GeneralTrees_K_trees_sum :=
  exists bool, o0, o0, o0, is_true, is_false, O, O, O, tossed, 0, 0, 0; apply K_trees_sum.

(** ** Trees and their cuts *)

(** No step is enough for no output. *)
Lemma cut_0_ends {M} m (t : algorithm M) o G w : ~ ends_by m (cut 0 t) o G w.
Proof. intros (x & read & (r & E & _) & _). discriminate E. Qed.
Lemma cut_0_unlikely {M} m (t : algorithm M) o G : ~ at_least (bits Q_field 0) (ends_by m (cut 0 t) o G) ($ 1)%F.
Proof. intros A. apply (at_least_none (bits Q_field 0) (ends_by m (cut 0 t) o G) _ (cut_0_ends m t o G)) in A.
  vm_compute in A. apply A. reflexivity. Qed.

Lemma cut_is_tree {M} (F : ordered_field) o (G : M -> Prop) m t p d :
  at_least (bits F d) (ends_by m (cut d t) o G) ($ p)%F -> attains o G m t p.
Proof.
  intros (B & q & (g & D & EB & Eq) & I & L). apply (cut_attains o G m d d t g p (le_n d)).
  - intros w Gw. apply I, EB, Gw.
  - apply (of_Q_le_back F). rewrite <- Eq. exact L.
Qed.

Ltac refute_GeneralTrees_trees_are_general m :=
  let never_so _ := (let a := fresh in let b := fresh in
    destruct (m bool Q_field o0 is_true O (@never bool) 1) as [_ a];
    assert (b : attains o0 is_true O (@never bool) 1) by
      (apply a; first [exists 1%nat, O; intros b; exfalso; lia | intros d'; exists (Datatypes.S d'); intros b;
        exfalso; lia]);
    apply never_attains in b; lra) in
  let output _ := (let a := fresh in let b := fresh in
    destruct (m bool Q_field o0 is_true O (Output true) 1) as [a _];
    assert (b : attains o0 is_true O (Output true) 1) by (constructor 2; [reflexivity | lra]);
    specialize (a b);
    first [ exact (cut_0_unlikely _ _ _ _ (a O O (le_n O))) | destruct a as [d a];
      exact (cut_0_unlikely _ _ _ _ (a O)) ]) in
  first [never_so tt | output tt].
Ltac prove_GeneralTrees_trees_are_general :=
  first
    [ intros M F o G m t p; split;
      [ let A := fresh in intros A; apply (trees_are_general F o G m t p) in A; destruct A as [d A]; exists d;
        intros; apply A; lia
      | let A := fresh in intros [d A]; first [exact (cut_is_tree F o G m t p d (A d eq_refl))
        | exact (cut_is_tree F o G m t p (Datatypes.S d) (A (Datatypes.S d) (le_n _)))] ]
    | exists bool, Q_field, o0, is_true, O, tossed, 0; apply trees_are_general ].

Ltac refute_GeneralTrees_tree_is_cut m :=
  let a := fresh in let r := fresh in let e := fresh in
  destruct (m bool (Output true) any_tape o0 true []) as [a _];
  destruct (a (ex_intro _ 1%nat (ex_intro _ [] (conj eq_refl eq_refl))) O) as (r & e & _); discriminate e.
Ltac prove_GeneralTrees_tree_is_cut := exists bool, tossed, any_tape, o0, true, []; apply tree_is_cut.

(** ** Events: all outcomes, of one *)

Definition all_outcomes (w : nat) : Prop := True.
Lemma all_certain : Pr (faces 0) all_outcomes 1.
Proof. exists (fun _ => true). split; [split; [reflexivity | intros; exact I] | vm_compute; reflexivity]. Qed.
Ltac refute_ProbabilitySpaces_at_least_event m :=
  let at_ p q := (let a := fresh in let b := fresh in
    first [ destruct (m Q_field (faces 0) all_outcomes p q all_certain) as [a b]
      | destruct (m Q_field (faces 0) all_outcomes p q) as [a b] ];
    let h := fresh in
    first [ assert (h : at_least (faces 0) all_outcomes p) by (eapply (likely 0); [apply hit; [exact I
      | apply counted_none] | decides]); apply a in h; absurd_by_computing h
          | assert (h : at_least (faces 0) all_outcomes p) by (apply b; vm_compute; discriminate);
            apply at_least_one in h; absurd_by_computing h ]) in
  first [at_ 1 1 | at_ 0 1 | at_ 5 5].
Ltac prove_ProbabilitySpaces_at_least_event := exists Q_field, (faces 0), all_outcomes, 0, 0; apply at_least_event.

(** ** Samples *)

Lemma reader_members info : (forall iota, is_input 1 iota -> admissible (a_fork iota) (info iota)) ->
  forall i n, (1 <= n)%nat ->
  success_at_least d (info (Member i n)) (fork_right (Member i n)) 0 1 (Sharpness.reader 0 1 true false 0).
Proof.
  intros A. destruct (K_sharp d a_fork fork_right 0 1 info true false 0 1 A
    (fun n _ => discrete_accurate (fork_right (Member One n)) true eq_refl)
    (fun n _ => discrete_accurate (fork_right (Member Two n)) false eq_refl)
    (discrete_accurate (fork_right Limit) true I) (discrete_accurate (fork_right Limit) false I)
    (fun n _ => quarter_positive n) (fun n _ => quarter_positive n)) as [_ S].
  intros i n H. apply (S (Member i n) H). discriminate.
Qed.
Lemma reader_there i n : (1 <= n)%nat ->
  success_at_least d (fork_information a_fork (Member i n)) (fork_right (Member i n)) 0 1 (Sharpness.reader 0 1 true
    false 0).
Proof. apply reader_members. intros iota I. apply (K_admissible a_fork 1 (le_n 1) a_fork_close iota I). Qed.
#[global] Hint Resolve reader_there : readers.

Ltac refute_Samples_W_samples m :=
  let at_ M D f S kappa alpha t N b :=
    (refuted_at m (M ;; D ;; f ;; S ;; kappa ;; alpha ;; 1%nat ;; t ;; N ;; b ;; tt)) in
  let midpoint _ := (at_ Q line a_fork fork_ends 1 (1 # 2) (Output (1 # 2)) O 1) in
  (* What some changes show is tried before the rest. *)
  first
    [ lazymatch type of m with context [1 * _ < _] => midpoint tt | context [2 * _ <= _] => midpoint tt
      | context [@eq nat _ _] => first [at_ bool d (fork_three 0 1 0) first_alone 1 0 reader_2 1%nat 1
          | at_ bool d (fork_three 0 1 0) second 1 0 reader_2 1%nat 1]
      | context [reads_at_most] => fail
      | _ => at_ bool d a_fork fork_right 1 0 (Sharpness.reader 0 1 true false 0) O 1 end
    | at_ bool d a_fork all_forks 1 0 (Output true) O 1
    | at_ bool d a_fork (fork_sets anything (three_sets is_true is_true is_false) (each is_true)) 1 0 (Output true) O 1
    | at_ bool d (fork_three 0 1 0) first_alone 1 0 reader_2 1%nat 1
    | at_ bool d (forks 0 zero (three 0 1 0)) (fork_sets is_true (each is_true) (three_sets is_true is_false is_true))
      1 0 reader_2 1%nat 1
    | at_ bool d a_fork same_later 1 0 (Output true) O 1 | at_ bool d a_fork same_later' 1 0 (Output true) O 1
    | at_ bool d a_fork fork_right 1 1 (Output true) O 1 | at_ bool d a_fork fork_right 1 0 tossed O (1 # 2)
    | at_ bool d a_fork fork_right 1 0 (Output true) O 1 | at_ bool d a_fork fork_right 1 0 tossed O 0
    | at_ bool d a_fork fork_right 1 0 tossed O 5
    | at_ bool d a_fork fork_right 1 0 (Sharpness.reader 0 1 true false 0) O 1
    | at_ bool d (fork_three 0 1 0) second 1 0 reader_2 1%nat 1
    | midpoint tt ].

(** Outputs need to be right on one branch only from some member on. *)
Lemma samples_half {M} (d : metric M) (f : fork -> nat -> Q) (solutions : fork -> M -> Prop) (alpha : Q) (first : nat)
  t N b :
  (forall n x, (first < n)%nat -> accurate d alpha (solutions (Member One n)) x ->
     accurate d alpha (solutions (Member Two n)) x -> False) ->
  reads_at_most (fork_information f Limit) N t ->
  (forall i n, (first < n)%nat ->
     success_at_least d (fork_information f (Member i n)) (solutions (Member i n)) alpha b t) -> b <= 1 # 2.
Proof.
  intros E R B. apply Qnot_lt_le. intros L. set (e := (1 # 4) * (b - (1 # 2))). assert (He : 0 < e) by (unfold e; lra).
  apply (few_readings_shared N _ t e R He). intros [m S]. pose (n := Datatypes.S (Nat.max m first)).
  destruct (B One n ltac:(unfold n; lia) e He) as [m1 P]. destruct (B Two n ltac:(unfold n; lia) e He) as [m2 Q].
  assert (b - e + (b - e) <= 1 + e); [| unfold e in *; lra].
  apply (S (fork_information f (Member One n)) (fork_information f (Member Two n))
    (accurate d alpha (solutions (Member One n))) (accurate d alpha (solutions (Member Two n))) m1 m2); auto.
  - apply as_limit_agrees. unfold n. lia.
  - apply as_limit_agrees. unfold n. lia.
  - intros x. apply E. unfold n. lia.
Qed.
Ltac prove_Samples_W_samples :=
  intros M d f S kappa alpha first A L t N b R B; apply (samples_half d f S alpha first t N b); [| exact R | intros;
    apply B; lia];
  let n := fresh in let x := fresh in let Hn := fresh in let X := fresh in let Y := fresh in intros n x Hn X Y;
  first [ exact (three_are_enough _ _ _ _ _ x (A n n ltac:(lia) ltac:(lia)) L X Y)
        | exact (accurate_not_both _ _ _ _ _ x (A n n ltac:(lia) ltac:(lia)) L X Y)
        | exact (accurate_not_both _ _ _ _ _ x (A n n ltac:(lia) ltac:(lia)) L X X)
        | exact (accurate_not_both _ _ _ _ _ x (A n n ltac:(lia) ltac:(lia)) L Y Y) ].

(** Of equal answers, a coin. *)
Lemma undecided_half k1 k2 (G : bool -> Prop) m t p : (G true -> G false -> False) -> attains o0 G m t p ->
  forall l, t = random_level k1 k2 true false l -> p <= 1 # 2.
Proof.
  intros N. induction 1 as [t p L | x p Gx L | a b p q r P _ Q IH L | k n next p L P _]; intros l E.
  - lra.
  - rewrite (exposed_same (random_level _ _ _ _ l)) in E. discriminate E.
  - rewrite (exposed_same (random_level _ _ _ _ l)) in E. simpl in E. injection E as -> ->. specialize (IH _ eq_refl).
    assert (p <= 1 # 2); [| lra]. apply attains_read_inv, attains_read_inv in P. cbv beta in P.
    assert (0 < power (1 # 2) l) by (apply power_positive; lra).
    unfold o0 in P. destruct (Qlt_le_dec (2 * power (1 # 2) l) (0 - 0)); [lra |].
    apply attains_flip_inv in P as (u & v & U & V & W).
    pose proof (attains_le_one _ _ _ _ _ U). pose proof (attains_le_one _ _ _ _ _ V).
    apply attains_output_inv in U as [U | U]; [lra |]. apply attains_output_inv in V as [V | V];
      [lra |]. destruct (N U V).
  - rewrite (exposed_same (random_level _ _ _ _ l)) in E. discriminate E.
Qed.
Lemma undecided_not_above k1 k2 (G : bool -> Prop) l c : (G true -> G false -> False) -> 1 # 2 < c ->
  ~ probability_at_least o0 G c (random_level k1 k2 true false l).
Proof.
  intros N L P. destruct (P ((1 # 2) * (c - (1 # 2))) ltac:(lra)) as [m A].
  apply (undecided_half k1 k2 G m _ _ N) with (l := l) in A; [lra | reflexivity].
Qed.
Lemma o0_admissible : admissible (fun _ => 0) o0.
Proof. intros k n. split; [exists 0%Z; reflexivity |]. apply Qabs_Qle_condition. assert (0 < power (1 # 2) n) by
  (apply power_positive; lra). unfold o0. lra. Qed.
Lemma not_above_1 {M} o (G : M -> Prop) c t : 1 < c -> ~ probability_at_least o G c t.
Proof. intros L P. destruct (P ((1 # 2) * (c - 1)) ltac:(lra)) as [m A]. apply attains_le_one in A. lra. Qed.
Lemma two_not_one k1 k2 l : ~ reads_at_most o0 1 (random_level k1 k2 true false l).
Proof.
  intros R. rewrite (exposed_same (random_level _ _ _ _ _)) in R. inversion R as [| ? ? ? A |]; subst.
  inversion A as [| | ? ? ? ? B]; subst. inversion B.
Qed.
Lemma more_samples {M} o N N' : (N <= N')%nat -> forall t : algorithm M, reads_at_most o N t -> reads_at_most o N' t.
Proof.
  revert N N'. cofix IH. intros N N' L t R. destruct R as [N x | N a b A B | N k n next A].
  - constructor.
  - constructor; [apply (IH N) | apply (IH N)]; assumption.
  - destruct N' as [| N']; [exfalso; inversion L |]. constructor. apply (IH N); [exact (le_S_n _ _ L) | exact A].
Qed.

(** At an input of which evaluation 0 is larger than evaluation 1. *)
Definition decreasing (k : nat) : Q := match k with O => 1 | _ => 0 end.
Definition decreasing_answers : oracle := fun k n => nearest (decreasing k) n.
Ltac refute_Samples_W_one_sample m :=
  let no_two _ := (let x := fresh in let y := fresh in intros x y; first [discriminate x | discriminate y]) in
  let coin _ := (let c := fresh in let L := fresh in let P := fresh in destruct m as (_ & c & L & P);
    refine (undecided_not_above _ _ _ _ c _ _ P); [no_two tt | first [exact L | lra]]) in
  first
    [ specialize (m bool O 1%nat true false decreasing decreasing_answers is_true (nearest_admissible decreasing)
      (or_introl (conj eq_refl eq_refl)));
      first
        [ destruct m as [m _]; exact (two_not_one _ _ _ (m o0))
        | let c := fresh in let L := fresh in let P := fresh in destruct m as (_ & c & L & P);
          refine (not_above_1 _ _ c _ _ P); lra
        | let L := fresh in destruct m as [_ m]; destruct (m 0) as [L _]; discriminate L
        | let L := fresh in destruct m as [_ m]; destruct (m 5) as [_ L]; exact (not_above_1 _ _ 5 _ eq_refl L) ]
    | specialize (m bool O O true false (fun _ => 0) o0 is_true o0_admissible (or_introl (conj (Qle_refl 0)
      eq_refl))); coin tt
    | specialize (m bool O O true false (fun _ => 0) o0 is_false o0_admissible (or_intror (conj (Qle_refl 0)
      eq_refl))); coin tt
    | specialize (m bool O O true false (fun _ => 0) o0 is_true o0_admissible); coin tt
    | specialize (m bool O 1%nat true false decreasing o0 is_true (or_introl (conj eq_refl eq_refl))); coin tt ].

Lemma level_1_above_half {M} k1 k2 (s1 s2 : M) f o G : admissible f o -> f k2 < f k1 /\ G s1 \/ f k1 < f k2 /\ G s2 ->
  exists c, 1 # 2 < c /\ probability_at_least o G c (random_level k1 k2 s1 s2 1).
Proof.
  intros A H. assert (P : 0 < Qabs (f k1 - f k2)).
  { destruct H as [[D _] | [D _]]; [rewrite Qabs_pos by lra | rewrite Qabs_neg by lra]; lra. }
  destruct (power_half_vanishes ((1 # 4) * Qabs (f k1 - f k2))) as [j Hj]; [lra |].
  exists ((1 # 2) + (1 # 8) * power (1 # 2) j). split.
  - assert (0 < power (1 # 2) j) by (apply power_positive; lra). lra.
  - apply (attains_at_least o G (S (j + 1))), (random_level_above_half k1 k2 s1 s2 f o G A H).
    replace (j + 1)%nat with (S j) by lia. cbn [power]. assert (0 < power (1 # 2) j) by (apply power_positive;
      lra). lra.
Qed.
Ltac prove_Samples_W_one_sample :=
  first
    [ let A := fresh in let H := fresh in intros M k1 k2 s1 s2 f o G A H;
      first
        [ split; [intros; apply random_level_reads_two | exact (proj2 (W_one_sample k1 k2 s1 s2 f o G A H))]
        | split; [intros; apply (more_samples _ 2); [lia | apply random_level_reads_two]
          | exact (proj2 (W_one_sample k1 k2 s1 s2 f o G A H))]
        | split; [intros; apply random_level_reads_two | exact (level_1_above_half k1 k2 s1 s2 f o G A H)] ]
    | exists bool, O, 1%nat, true, false, decreasing, decreasing_answers, is_true; apply W_one_sample ].
