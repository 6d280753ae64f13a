(** * Mutants of W, X1 and X2 over the real numbers: up to three outcomes, families whose members are far or not

    Evaluations are 0, or 5 where an input is far, so that a reading at any level tells which.  Outputs are [true] and
    [false], at distance 1, or real numbers.  An algorithm reads evaluation 0 at one level, or none;
    outside of the set D of answers that occur it does whatever helps. *)

From Coq Require Import ClassicalDedekindReals QArith Qreals Raxioms RIneq Rbasic_fun Rfunctions Rlimit Rseries SeqProp.
From Coq Require Import Lra Lia PeanoNat List.
From Barriers Require Import Algorithms Computation GeneralAlgorithms RealComputation RealForks RealVacuity.
From Mutants Require Import Verdicts.
Import ListNotations.
Open Scope R_scope.

(** ** Outcomes [Some true], [Some false], [None] of probabilities p, q, r *)

Definition outcomes := option bool.
Definition share (p q r : R) (A : outcomes -> Prop) : R :=
  p * truth (A (Some true)) + q * truth (A (Some false)) + r * truth (A None).

Lemma truth_same (A B : Prop) : (A <-> B) -> truth A = truth B.
Proof. intros E. apply Rle_antisym; apply truth_monotone; apply E. Qed.
Lemma truth_split (A B : Prop) : truth A = truth (A /\ B) + truth (A /\ ~ B).
Proof. exact (Prob_additive sure (fun _ => A) (fun _ => B) I I). Qed.
Lemma share_same p q r A B : (forall w, A w <-> B w) -> share p q r A = share p q r B.
Proof. intros E. unfold share. rewrite (truth_same _ _ (E (Some true))), (truth_same _ _ (E (Some false))),
  (truth_same _ _ (E None)). reflexivity. Qed.
Lemma constant_limit (p : R) : Un_cv (fun _ => p) p.
Proof. intros e E. exists O. intros n _. rewrite R_dist_eq. exact E. Qed.

(** The events are the sets that are [fine]; of any other set the probability is that of what is [seen] of it. *)
Definition space (p q r : R) (possible : 0 <= p /\ 0 <= q /\ 0 <= r /\ p + q + r = 1)
    (fine : (outcomes -> Prop) -> Prop) (seen : (outcomes -> Prop) -> outcomes -> Prop)
    (fine_all : fine (fun _ => True)) (fine_not : forall A, fine A -> fine (fun w => ~ A w))
    (fine_and : forall A B, fine A -> fine B -> fine (fun w => A w /\ B w))
    (fine_union : forall A : nat -> outcomes -> Prop, (forall n, fine (A n)) -> fine (fun w => exists n, A n w))
    (seen_fine : forall A, fine A -> forall w, seen A w <-> A w) : real_probability_space.
Proof.
  refine {| sample := outcomes; measurable := fine; Prob := fun A => share p q r (seen A) |};
    [assumption | assumption | assumption | assumption | | | |].
  - rewrite (share_same _ _ _ _ _ (seen_fine _ fine_all)). unfold share. rewrite !truth_true by tauto. lra.
  - intros A B FA FB H. rewrite (share_same _ _ _ _ _ (seen_fine _ FA)), (share_same _ _ _ _ _ (seen_fine _ FB)).
    unfold share.
    pose proof (truth_monotone _ _ (H (Some true))). pose proof (truth_monotone _ _ (H (Some false))).
    pose proof (truth_monotone _ _ (H None)).
    repeat apply Rplus_le_compat; apply Rmult_le_compat_l; tauto.
  - intros A B FA FB. rewrite (share_same _ _ _ _ _ (seen_fine _ FA)), (share_same _ _ _ _ _ (seen_fine _ (fine_and _
    _ FA FB))),
      (share_same _ _ _ _ _ (seen_fine _ (fine_and _ _ FA (fine_not _ FB)))). unfold share.
    rewrite (truth_split (A (Some true)) (B (Some true))), (truth_split (A (Some false)) (B (Some false))),
      (truth_split (A None) (B None)). lra.
  - intros A FA H. rewrite (share_same _ _ _ _ _ (seen_fine _ (fine_union _ FA))). intros e E.
    assert (C : Un_cv (fun n => share p q r (A n)) (share p q r (fun w => exists n, A n w))).
    { unfold share. repeat apply CV_plus; apply CV_mult; try apply constant_limit;
        [exact (Prob_continuous sure (fun n _ => A n (Some true)) (fun _ => I) (fun n _ => H n _))
        | exact (Prob_continuous sure (fun n _ => A n (Some false)) (fun _ => I) (fun n _ => H n _))
        | exact (Prob_continuous sure (fun n _ => A n None) (fun _ => I) (fun n _ => H n _))]. }
    destruct (C e E) as [N L]. exists N. intros n Hn. rewrite (share_same _ _ _ _ _ (seen_fine _ (FA n))). apply L, Hn.
Defined.

Definition alike (A : outcomes -> Prop) : Prop := A (Some true) <-> A (Some false).
Lemma alike_all : alike (fun _ => True). Proof. unfold alike. tauto. Qed.
Lemma alike_not A : alike A -> alike (fun w => ~ A w). Proof. unfold alike. tauto. Qed.
Lemma alike_and A B : alike A -> alike B -> alike (fun w => A w /\ B w). Proof. unfold alike. tauto. Qed.
Lemma alike_union (A : nat -> outcomes -> Prop) : (forall n, alike (A n)) -> alike (fun w => exists n, A n w).
Proof. intros H. split; intros [n An]; exists n; apply H, An. Qed.

(** A fair coin. *)
Definition fair : real_probability_space.
Proof. refine (space (1 / 2) (1 / 2) 0 _ (fun _ => True) (fun A => A) _ _ _ _ _); try tauto. repeat split; lra. Defined.
(** Where two outcomes are not told apart by events, what is no event gets the number 1, or what holds on both. *)
Definition high : real_probability_space.
Proof.
  refine (space (1 / 3) 0 (2 / 3) _ alike (fun A w => match w with
    | None => A None \/ ~ alike A | Some _ => A (Some true) \/ A (Some false) end)
    alike_all alike_not alike_and alike_union _); [repeat split; lra |].
  unfold alike. intros A H [[|] |]; tauto.
Defined.
Definition low : real_probability_space.
Proof.
  refine (space (1 / 2) (1 / 2) 0 _ alike (fun A w => match w with
    | None => A None | Some _ => A (Some true) /\ A (Some false) end)
    alike_all alike_not alike_and alike_union _); [repeat split; lra |].
  unfold alike. intros A H [[|] |]; tauto.
Defined.

Lemma surely (A : unit -> Prop) b : A tt -> b <= 1 -> b <= Prob sure A.
Proof. intros H. change (b <= 1 -> b <= truth (A tt)). rewrite truth_true by tauto. trivial. Qed.
Lemma never_surely (A : unit -> Prop) c : ~ A tt -> 0 <= c -> Prob sure A <= c.
Proof. intros H. change (0 <= c -> truth (A tt) <= c). rewrite truth_false by exact H. trivial. Qed.
Lemma half_true (A : outcomes -> Prop) b : A (Some true) -> b <= 1 / 2 -> b <= Prob fair A.
Proof.
  intros H L. change (b <= share (1 / 2) (1 / 2) 0 A). unfold share. rewrite (truth_true (A (Some true))) by tauto.
  pose proof (truth_range (A (Some false))). lra.
Qed.
Lemma half_false (A : outcomes -> Prop) b : A (Some false) -> b <= 1 / 2 -> b <= Prob fair A.
Proof.
  intros H L. change (b <= share (1 / 2) (1 / 2) 0 A). unfold share. rewrite (truth_true (A (Some false))) by tauto.
  pose proof (truth_range (A (Some true))). lra.
Qed.
Lemma both_halves (A : outcomes -> Prop) b : A (Some true) -> A (Some false) -> b <= 1 -> b <= Prob fair A.
Proof.
  intros H H' L. change (b <= share (1 / 2) (1 / 2) 0 A). unfold share. rewrite !truth_true by tauto.
  pose proof (truth_range (A None)). lra.
Qed.
Lemma at_most_half (A : outcomes -> Prop) c : ~ A (Some true) \/ ~ A (Some false) -> 1 / 2 <= c -> Prob fair A <= c.
Proof.
  intros H L. change (share (1 / 2) (1 / 2) 0 A <= c). unfold share.
  pose proof (truth_range (A (Some false))). pose proof (truth_range (A (Some true))).
  destruct H as [H | H]; rewrite (truth_false _ H); lra.
Qed.
Lemma high_event A : alike A -> measurable high A. Proof. exact (fun H => H). Qed.
Lemma low_event A : alike A -> measurable low A. Proof. exact (fun H => H). Qed.
Lemma high_none (A : outcomes -> Prop) b : A None -> b <= 2 / 3 -> b <= Prob high A.
Proof.
  intros H L. apply (Rle_trans _ _ _ L). unfold Prob, high, space, share.
  rewrite (truth_true (A None \/ _)) by tauto. pose proof (truth_range (A (Some true) \/ A (Some false))). lra.
Qed.
Lemma high_apart (A : outcomes -> Prop) b : A (Some true) -> ~ A (Some false) -> b <= 1 -> b <= Prob high A.
Proof.
  intros H N L. apply (Rle_trans _ _ _ L). unfold Prob, high, space, share, alike. rewrite !truth_true by tauto. lra.
Qed.
Lemma low_both (A : outcomes -> Prop) b : A (Some true) -> A (Some false) -> b <= 1 -> b <= Prob low A.
Proof.
  intros H N L. apply (Rle_trans _ _ _ L). unfold Prob, low, space, share. rewrite !(truth_true (_ /\ _)) by tauto.
  pose proof (truth_range (A None)). lra.
Qed.
Lemma low_none (A : outcomes -> Prop) c : ~ A (Some true) \/ ~ A (Some false) -> 0 <= c -> Prob low A <= c.
Proof.
  intros N L. apply (Rle_trans _ 0); [| exact L]. unfold Prob, low, space, share. rewrite !(truth_false (_ /\ _)) by
    tauto.
  lra.
Qed.

(** ** Families *)

Definition marked (far : fork -> bool) (iota : fork) (k : nat) : R := if far iota then 5 else 0.
Definition near (o : oracle) (l : nat) : bool := Qle_bool (o O l) 1.


Lemma abs_le x y : Rabs x <= y -> - y <= x <= y.
Proof. intros H. pose proof (Rle_abs x). pose proof (Rle_abs (- x)) as N. rewrite Rabs_Ropp in N. lra. Qed.
Lemma near_within o l (x : bool) : Rabs (Q2R (o O l) - (if x then 5 else 0)) <= 1 -> near o l = negb x.
Proof.
  intros E. apply abs_le in E. unfold near. assert (One : Q2R 1 = 1) by (unfold Q2R; simpl; lra). destruct x; simpl.
  - apply Bool.not_true_iff_false. intros N. apply Qle_bool_iff, Qle_Rle in N. lra.
  - apply Qle_bool_iff, Rle_Qle. lra.
Qed.
Lemma power_small n : (1 / 2) ^ n <= 1. Proof. pose proof (half_decreases 0 n ltac:(lia)). simpl in *. lra. Qed.
Lemma admitted_near far iota o l : real_admissible (marked far iota) o -> near o l = negb (far iota).
Proof. intros H. apply near_within. destruct (H O l) as [_ E]. pose proof (power_small l). unfold marked in E. lra. Qed.

Notation answers far := (real_fork_information (marked far)).
(** What a reading of evaluation 0 tells. *)
Definition read_near (far : fork -> bool) (iota : fork) (l : nat) : bool :=
  match iota with Limit => negb (far Limit) | Member _ n => negb (far (if (l <=? n)%nat then Limit else iota)) end.
Lemma nearest_near far iota l o : o O l = real_nearest (marked far iota O) l -> near o l = negb (far iota).
Proof.
  intros E. apply near_within. rewrite E. pose proof (real_nearest_error (marked far iota O) l). pose proof
    (power_small (S l)).
  unfold marked in *. lra.
Qed.
Lemma answer_near far iota l : near (answers far iota) l = read_near far iota l.
Proof.
  destruct iota as [| i n]; [apply nearest_near; reflexivity |]. cbn [read_near].
  destruct (l <=? n)%nat eqn:E; apply nearest_near; simpl; unfold as_real_limit; rewrite E; reflexivity.
Qed.

(** Answers that are near at all levels: those about inputs that are not far, if the limit is not. *)
Definition zeros (o : oracle) : Prop := forall l, near o l = true.
Lemma zeros_answers far iota : far Limit = false -> far iota = false -> zeros (answers far iota).
Proof. intros L N l. rewrite answer_near. destruct iota as [| i n]; cbn; [rewrite L | destruct (l <=? n)%nat;
  [rewrite L | rewrite N]]; reflexivity. Qed.
Lemma not_zeros far i n : far (Member i n) = true -> ~ zeros (answers far (Member i n)).
Proof.
  intros N H. specialize (H (S n)). rewrite answer_near in H. cbn [read_near] in H. rewrite (proj2 (Nat.leb_gt (S n)
    n)) in H by lia.
  rewrite N in H. discriminate.
Qed.

(** Of the limit, of members 1 of both branches and of all others. *)
Definition by_place {A : Type} (limit one two one' two' : A) (iota : fork) : A :=
  match iota with
  | Limit => limit
  | Member One n => if (n <=? 1)%nat then one else one'
  | Member Two n => if (n <=? 1)%nat then two else two'
  end.
Definition nobody := by_place false false false false false.
Definition members := by_place false true true true true.
Definition firsts := by_place false true true false false.
Definition later := by_place false false false true true.
Definition first_one := by_place false true false false false.
Definition first_two := by_place false false true false false.

(** A set of outputs by its values on [true] and [false]. *)
Definition outputs (s : fork -> bool * bool) (iota : fork) (x : Base two_points) : Prop :=
  (if x : bool then fst (s iota) else snd (s iota)) = true.
Definition yes_only := (true, false).
Definition no_only := (false, true).
Definition both := (true, true).
Definition none := (false, false).
Definition forked := outputs (by_place both yes_only no_only yes_only no_only).
Definition anything := outputs (by_place both both both both both).
Definition limit_alone := outputs (by_place yes_only none none none none).
(** Members 1, or some of the later ones, have a solution in common. *)
Definition same_first := outputs (by_place both yes_only yes_only no_only yes_only).
Definition same_first' := outputs (by_place both yes_only yes_only yes_only no_only).
Definition same_later := outputs (by_place both no_only yes_only yes_only yes_only).
Definition same_later' := outputs (by_place both yes_only no_only yes_only yes_only).
Definition ends_of_line (iota : fork) (x : Base R_met) : Prop :=
  match iota with Limit => True | Member One _ => x = 0 | Member Two _ => x = 1 end.

Lemma within_exactly (S : bool -> Prop) (x : bool) : within (X := two_points) 0 S x <-> S x.
Proof.
  split; [| apply within_0]. intros H. destruct (H (1 / 2) ltac:(lra)) as (s & Ss & D).
  destruct x, s; simpl in D; try exact Ss; lra.
Qed.
Lemma halfway iota : within (X := R_met) (1 / 2) (ends_of_line iota) (1 / 2).
Proof.
  intros e E. exists (match iota with Member Two _ => 1 | _ => 0 end). split; [destruct iota as [| [|] n]; cbn; auto |].
  simpl. unfold R_dist, Rabs. destruct iota as [| [|] n]; destruct (Rcase_abs _); lra.
Qed.

(** ** Algorithms *)

(** Reads evaluation 0 at the level [l], and says what [g] makes of the outcome and of the reading,
  if it is something. *)
Definition ask {W M : Type} (l : nat) (g : W -> bool -> option M) (D : oracle -> Prop) : general_algorithm D W M.
Proof.
  refine {| halts := fun w o z read => g w (near o l) = Some z /\ read = [(O, l)] |}.
  - intros w o z z' read read' _ [E _] [E' _]. congruence.
  - intros w o o' z read _ _ A [E ->]. unfold near in *. rewrite <- (A O l (or_introl eq_refl)). split;
    [exact E | reflexivity].
Defined.
(** The same, and never halts outside of D. *)
Definition ask_inside {W M : Type} (l : nat) (g : W -> bool -> option M) (D : oracle -> Prop) : general_algorithm D W M.
Proof.
  refine {| halts := fun w o z read => D o /\ g w (near o l) = Some z /\ read = [(O, l)] |}.
  - intros w o z z' read read' _ (_ & E & _) (_ & E' & _). congruence.
  - intros w o o' z read _ inside A (_ & E & ->). unfold near in *. rewrite <- (A O l (or_introl eq_refl)). auto.
Defined.
(** Says something at once; outside of D it says everything. *)
Definition say {W M : Type} (g : W -> option M) (D : oracle -> Prop) : general_algorithm D W M.
Proof.
  refine {| halts := fun w o z read => (D o -> g w = Some z) /\ read = [] |}.
  - intros w o z z' read read' O [E _] [E' _]. specialize (E O). specialize (E' O). congruence.
  - intros w o o' z read O O' _ [E R]. auto.
Defined.
Definition hits {M : Type} (G : M -> Prop) (x : option M) : Prop := match x with Some z => G z | None => False end.

Section Ends.
Context {W M : Type} (l : nat) (g : W -> bool -> option M) (h : W -> option M) (D : oracle -> Prop) (o : oracle).
Context (G : M -> Prop) (w : W).
Lemma ask_ends : ends (ask l g D) o G w <-> hits G (g w (near o l)).
Proof.
  split; [intros (z & read & [E _] & H); rewrite E; exact H |]. intros H.
  destruct (g w (near o l)) as [z |] eqn:E; [| destruct H]. exists z, [(O, l)]. split; [split; [exact E | reflexivity]
    | exact H].
Qed.
Lemma ask_ends_by m : ends_by m (ask l g D) o G w <-> (l <= m)%nat /\ hits G (g w (near o l)).
Proof.
  split.
  - intros (z & read & [E ->] & H & L). rewrite E. split; [apply (L O), or_introl, eq_refl | exact H].
  - intros [L H]. destruct (g w (near o l)) as [z |] eqn:E; [| destruct H]. exists z, [(O, l)].
    split; [split; [exact E | reflexivity] |]. split; [exact H |]. intros k n [X | []]. injection X as <- <-. exact L.
Qed.
Lemma ask_inside_ends : D o -> ends (ask_inside l g D) o G w <-> hits G (g w (near o l)).
Proof.
  intros O. split; [intros (z & read & (_ & E & _) & H); rewrite E; exact H |]. intros H.
  destruct (g w (near o l)) as [z |] eqn:E; [| destruct H]. exists z, [(0%nat, l)]. repeat split; assumption.
Qed.
Lemma ask_outside_ends : ~ D o -> ~ ends (ask_inside l g D) o G w.
Proof. intros N (z & read & (O & _) & _). exact (N O). Qed.
Lemma say_ends : D o -> ends (say h D) o G w <-> hits G (h w).
Proof.
  intros O. split; [intros (z & read & [E _] & H); rewrite (E O); exact H |]. intros H.
  destruct (h w) as [z |] eqn:E; [| destruct H]. exists z, []. repeat split; trivial.
Qed.
Lemma say_ends_by m : D o -> ends_by m (say h D) o G w <-> hits G (h w).
Proof.
  intros O. split; [intros (z & read & [E _] & H & _); rewrite (E O); exact H |]. intros H.
  destruct (h w) as [z |] eqn:E; [| destruct H]. exists z, []. repeat split; trivial. intros k n [].
Qed.
Lemma say_outside_ends : ~ D o -> ends (say h D) o G w <-> exists z, G z.
Proof.
  intros N. split; [intros (z & _ & _ & H); exists z; exact H |]. intros [z H]. exists z, []. repeat split;
    [contradiction | exact H].
Qed.
Lemma ask_levels m : (l <= m)%nat -> reads_levels m (ask l g D) o.
Proof. intros L v z read [_ ->] k n [X | []]. injection X as <- <-. exact L. Qed.
Lemma say_levels m : reads_levels m (say h D) o.
Proof. intros v z read [_ ->] k n []. Qed.
End Ends.

(** On [None] it says [true]; on [Some true] it says [false] when evaluation 0 is seen to be far, on [Some false]
  nothing. *)
Definition search (D : oracle -> Prop) : general_algorithm D outcomes bool.
Proof.
  refine {| halts := fun w o z read => match w with
    | None => z = true /\ read = []
    | Some true => z = false /\ exists l, near o l = false /\ read = [(O, l)]
    | Some false => False
    end |}.
  - intros [[|] |] o z z' read read' _; [intros [E _] [E' _]; congruence | contradiction | intros [E _] [E' _];
    congruence].
  - intros [[|] |] o o' z read _ _ A; [| contradiction | trivial]. intros (E & l & L & ->). split;
    [exact E |]. exists l.
    unfold near in *. rewrite <- (A O l (or_introl eq_refl)). auto.
Defined.

(** ** What happens on an outcome *)

Ltac basic := cbn [fst snd hits]; first [exact I | reflexivity | tauto | congruence | lia].
Ltac no_basic h := cbn [fst snd hits] in h; first [contradiction | discriminate h | congruence | lia].
(** Real numbers are not evaluated. *)
Ltac evaluated G x := lazymatch G with context [R_met] => let y := eval hnf in x in y
  | _ => let y := eval vm_compute in x in y end.
Ltac told y := lazymatch y with Some _ => idtac | None => idtac end.

Definition first_only (o : oracle) : Prop := zeros o \/ near o 2 = false.
Definition not_zero (o : oracle) : Prop := ~ zeros o.
Ltac occurs := first
  [ exact I | apply zeros_answers; reflexivity | apply not_zeros; reflexivity | left; apply zeros_answers; reflexivity
  | right; rewrite answer_near; reflexivity ].
Ltac never_occurs := first
  [ apply not_zeros; reflexivity | (let h := fresh in intros h; apply h; apply zeros_answers; reflexivity)
  | let h := fresh in intros [h | h]; [revert h; apply not_zeros; reflexivity | rewrite answer_near in h;
    discriminate h] ].

Ltac yes :=
  cbv beta; cbn [fst snd];
  lazymatch goal with
  | |- True => exact I
  | |- _ /\ _ => split; yes
  | |- ~ _ => let h := fresh in intro h; no h
  | |- hits _ _ =>
      rewrite ?answer_near;
      lazymatch goal with |- hits ?G ?x => let y := evaluated G x in told y; change (hits G y); cbn [hits]; yes end
  | |- ends (ask _ _ _) _ _ _ => apply ask_ends; yes
  | |- ends_by _ (ask _ _ _) _ _ _ => apply ask_ends_by; split; [lia | yes]
  | |- ends (ask_inside _ _ _) _ _ _ => apply ask_inside_ends; [occurs | yes]
  | |- ends (say _ _) _ _ _ => first [apply say_ends; [occurs | yes] | apply say_outside_ends; [never_occurs | yes]]
  | |- ends_by _ (say _ _) _ _ _ => apply say_ends_by; [occurs | yes]
  | |- general_flag ?t ?o ?G true => change (ends t o G tt); yes
  | |- general_flag ?t ?o ?G false => change (~ ends t o G tt); yes
  | |- @within two_points _ _ _ => apply (proj2 (within_exactly _ _)); yes
  | |- @within R_met _ _ _ => apply halfway
  | |- ex _ => first [exists true; solve [yes] | exists false; solve [yes] | exists (true, true); solve [yes]
    | exists (true, false); solve [yes]]
  | |- _ => solve [basic | hnf; basic]
  end
with no h :=
  cbv beta in h; cbn [fst snd] in h;
  lazymatch type of h with
  | False => contradiction
  | _ /\ _ => let a := fresh in let b := fresh in destruct h as [a b]; first [no a | no b]
  | ~ _ => apply h; yes
  | hits _ _ =>
      rewrite ?answer_near in h;
      lazymatch type of h with hits ?G ?x => let y := evaluated G x in told y; change (hits G y) in h;
        cbn [hits] in h; no h end
  | ends (ask _ _ _) _ _ _ => apply ask_ends in h; no h
  | ends_by _ (ask _ _ _) _ _ _ => apply ask_ends_by in h; no h
  | ends (ask_inside _ _ _) _ _ _ =>
      first [apply ask_outside_ends in h; [contradiction | never_occurs] | apply ask_inside_ends in h; [no h | occurs]]
  | ends (say _ _) _ _ _ => apply say_ends in h; [no h | occurs]
  | ends_by _ (say _ _) _ _ _ => apply say_ends_by in h; [no h | occurs]
  | general_flag ?t ?o ?G true => change (ends t o G tt) in h; no h
  | general_flag ?t ?o ?G false => change (~ ends t o G tt) in h; no h
  | @within two_points _ _ _ => apply (proj1 (within_exactly _ _)) in h; no h
  | _ => solve [no_basic h | hnf in h; no_basic h]
  end.

Definition right_away {W M : Type} (x : M) : W -> option M := fun _ => Some x.
(** Branches, and the numbers 0, 1 and the rest. *)
Ltac places tac :=
  match goal with
  | i : branch |- _ => destruct i; places tac
  | iota : fork |- _ => destruct iota; places tac
  | |- context [Member _ ?n] => is_var n; destruct n as [| [| n]]; places tac
  | _ => first [exfalso; cbn in *; lia | tac]
  end.
(** What the search does on the limit and on members that are all far;
  the limit's flag is 1, as [true] is right there. *)
Lemma search_limit m (G : bool -> Prop) : alike (ends_by m (search any) (answers members Limit) G).
Proof.
  split; [intros (z & read & (_ & l & L & _) & _) | intros (z & read & [] & _)]. rewrite answer_near in L.
    discriminate L.
Qed.
Lemma search_event m (G : bool -> Prop) : measurable high (ends_by m (search any) (answers members Limit) G).
Proof. apply high_event, search_limit. Qed.
Lemma search_true o (G : bool -> Prop) : G true -> ends (search any) o G None.
Proof. intros H. exists true, []. repeat split. exact H. Qed.
Lemma search_finds (G : bool -> Prop) i n : (1 <= n)%nat -> G false -> ends (search any) (answers members (Member i
  n)) G (Some true).
Proof.
  intros L H. exists false, [(O, S n)]. split; [| exact H]. split; [reflexivity |]. exists (S n). split;
    [| reflexivity].
  rewrite answer_near. cbn [read_near]. rewrite (proj2 (Nat.leb_gt (S n) n)) by lia. destruct i, n as [| [| n]];
    reflexivity.
Qed.
Lemma search_silent o (G : bool -> Prop) : ~ ends (search any) o G (Some false).
Proof. intros (z & read & [] & _). Qed.

Lemma search_succeeds iota : is_input 1 iota ->
  2 / 3 <= Prob high (ends (search any) (answers members iota)
    (general_flag (say (W := unit) (right_away true) any) (answers members iota) (within (X :=
      two_points) 0 (forked iota)))).
Proof.
  destruct iota as [| [|] n]; intros L.
  - apply high_none; [apply search_true; yes | lra].
  - apply high_none; [apply search_true; places yes | lra].
  - apply high_apart; [apply search_finds; [exact L | places yes] | apply search_silent | lra].
Qed.

(** ** What a mutant assumes, and that it is absurd *)

Ltac probable :=
  idtac; lazymatch goal with
  | |- _ <= Prob sure _ => apply surely; [yes | lra]
  | |- _ <= Prob fair _ => first [apply both_halves; [yes | yes | lra] | apply half_true; [yes | lra]
    | apply half_false; [yes | lra]]
  | |- _ <= Prob high (ends (search _) _ _) => apply search_succeeds; cbn; lia
  | |- _ <= Prob high _ => first [apply high_none; [yes | lra] | apply high_apart; [yes | yes | lra]]
  | |- _ <= Prob low _ => apply low_both; [yes | yes | lra]
  end.
Ltac improbable :=
  idtac; lazymatch goal with
  | |- Prob sure _ <= _ => first [apply never_surely; [yes | lra] | apply sure_range]
  | |- Prob fair _ <= _ => apply at_most_half; [first [left; solve [yes] | right; solve [yes]] | lra]
  | |- Prob low _ <= _ => apply low_none; [first [left; solve [yes] | right; solve [yes]] | lra]
  end.
Ltac an_event :=
  idtac; lazymatch goal with
  | |- measurable sure _ => exact I
  | |- measurable fair _ => exact I
  | |- measurable high (ends_by _ (search _) _ _) => apply search_event
  | |- measurable _ _ =>
      first [apply high_event | apply low_event]; unfold alike; cbv beta;
      let h := fresh in
      first
        [ split; intro h; first [solve [yes] | solve [no h]]
        | rewrite !ask_ends_by, ?answer_near; cbn; tauto ]
  end.
Ltac separate :=
  let x := fresh in let y := fresh in let X := fresh in let Y := fresh in
  intros x y X Y;
  first
    [ destruct x, y; first [discriminate X | discriminate Y | cbn; lra]
    | cbn in X, Y; subst; cbn; unfold R_dist, Rabs; destruct (Rcase_abs _); lra ].
Ltac assumed :=
  first
    [ assumption
    | cbv beta;
      lazymatch goal with
      | |- _ /\ _ => split; assumed
      | |- _ \/ _ => first [left; solve [assumed] | right; solve [assumed]]
      | |- ex (A := nat) _ => first [exists 0%nat; solve [assumed] | exists 1%nat; solve [assumed]]
      | |- ex (A := branch) _ => first [exists One; solve [assumed] | exists Two; solve [assumed]]
      | |- ex (A := fork) _ => exists (Member One 0); solve [assumed]
      | |- infinitely_often _ => let N := fresh in intros N; exists (S (S N)); split; [lia | assumed]
      | |- gap_at_least _ _ _ => places separate
      | |- measurable _ _ => places an_event
      | |- Prob _ _ <= _ => places improbable
      | |- _ <= Prob _ _ => places probable
      | |- reads_levels _ (ask _ _ _) _ => apply ask_levels; lia
      | |- reads_levels _ (say _ _) _ => apply say_levels
      | |- general_flag _ _ _ _ => places yes
      | |- forall _, _ => intro; assumed
      | |- _ <= _ => lra
      | |- _ < _ => lra
      | |- _ = _ => first [reflexivity | lia | lra]
      | |- _ => places ltac:(first [lia | occurs])
      end ].
Ltac absurd_here m :=
  lazymatch type of m with
  | Prob ?P ?A <= _ => let h := fresh in assert (h : 1 <= Prob P A) by probable; lra
  | Prob ?P ?A < _ => let h := fresh in assert (h : 1 <= Prob P A) by probable; lra
  | Prob sure ?A = _ => pose proof (sure_range A); lra
  | _ => lra
  end.
Notation "a ;; b" := (pair a b) (at level 98, right associativity).
Ltac refuted_at m vs :=
  cbv beta zeta in m;
  lazymatch type of m with
  | ex _ => let x := fresh "x" in destruct m as [x m]; lazymatch vs with _ ;; ?rest => refuted_at m rest end
  | ?A -> ?B =>
      lazymatch type of A with
      | Prop => let a := fresh in assert (a : A) by (clear m; solve [assumed]); specialize (m a); clear a;
        refuted_at m vs
      | _ => lazymatch vs with ?v ;; ?rest => first [specialize (m v) | specialize (m (v _))]; refuted_at m rest end
      end
  | forall x, _ => lazymatch vs with ?v ;; ?rest => first [specialize (m v) | specialize (m (v _))];
    refuted_at m rest end
  | _ => absurd_here m
  end.

(** ** W *)

Definition the_coin (w : outcomes) : option bool := match w with Some b => Some b | None => Some true end.
Definition seldom (w : outcomes) : option bool := match w with None => Some true | Some true => Some false
  | Some false => None end.
Definition told_near {W M : Type} (x y : M) : W -> bool -> option M := fun _ v => Some (if v then x else y).

Ltac refute_RealForks_W_real_levels m :=
  let go f S P D A k b := (refuted_at m (two_points ;; marked f ;; S ;; 1 ;; 0 ;; 1%nat ;; P ;; D ;; A ;; k ;; b ;;
    tt)) in
  first
    [ go nobody forked fair any (@say outcomes bool the_coin) O (1 / 2)
      | go nobody forked fair any (@say outcomes bool the_coin) O 0
    | go nobody same_first sure any (@say unit bool (right_away true)) O 1
      | go nobody same_first' sure any (@say unit bool (right_away true)) O 1
    | go nobody same_later sure any (@say unit bool (right_away true)) 1%nat 1
      | go nobody same_later' sure any (@say unit bool (right_away true)) 1%nat 1
    | go nobody anything sure any (@say unit bool (right_away true)) O 1
      | go nobody forked sure any (@say unit bool (right_away true)) O 1
    | go nobody forked high any (@say outcomes bool seldom) O (2 / 3)
    | go first_one forked sure any (@ask unit bool 2 (told_near false true)) O 1
    | go firsts forked sure zeros (@say unit bool (right_away true)) O 1
    | go later forked sure zeros (@say unit bool (right_away true)) 1%nat 1
    | refuted_at m (R_met ;; marked nobody ;; ends_of_line ;; 1 ;; (1 / 2) ;; 1%nat ;; sure ;; any ;;
      @say unit R (right_away (1 / 2)) ;; O ;; 1 ;; tt) ].

(** ** X1 *)

Definition speechless {W M : Type} : W -> option M := fun _ => None.
Ltac refute_RealForks_X1_real_fork m :=
  let go f S P D t E b := (refuted_at m (two_points ;; marked f ;; S ;; 1 ;; 0 ;; 1%nat ;; P ;; D ;; t ;; E ;; b ;;
    tt)) in
  let always := constr:(@say unit bool (right_away true)) in
  first
    [ go nobody forked fair any always (@say outcomes bool the_coin) (1 / 2)
      | go nobody forked fair any always (@say outcomes bool the_coin) 0
    | go first_one same_later sure any always (@ask unit bool 2 (told_near true false)) 1
    | go first_two same_later' sure any always (@ask unit bool 2 (told_near true false)) 1
    | go later forked sure zeros (@say unit bool speechless) (@say unit bool (right_away false)) 1
    | go members limit_alone sure not_zero always (@say unit bool (right_away false)) 1
    | go nobody forked sure any (@say unit bool speechless) (@say unit bool (right_away false)) 1
    | go nobody anything sure any always always 1 | go nobody forked sure any always always 1
    | go members forked high any always search (2 / 3)
    | refuted_at m (R_met ;; marked nobody ;; ends_of_line ;; 1 ;; (1 / 2) ;; 1%nat ;; sure ;; any ;;
      @say unit R (right_away (1 / 2)) ;; always ;; 1 ;; tt) ].

(** ** X2 *)

Definition flagged_coin (w : outcomes) : option (bool * bool) := match w with Some b => Some (b, true)
  | None => Some (true, true) end.
Definition flagged_near (w : outcomes) (v : bool) : option (bool * bool) :=
  match w with Some b => Some (b, v) | None => Some (true, v) end.
Ltac refute_RealForks_X2_real_fork m :=
  let go f S P D A c := (refuted_at m (two_points ;; marked f ;; S ;; 1 ;; 0 ;; 1%nat ;; P ;; D ;; A ;; c ;; tt)) in
  let flagged := constr:(@say unit (bool * bool) (right_away (true, true))) in
  let unflagged := constr:(@say unit (bool * bool) (right_away (true, false))) in
  let careful := constr:(told_near (W := unit) (true, true) (true, false)) in
  first
    [ go nobody forked fair any (@say outcomes (bool * bool) flagged_coin) (1 / 2)
    | go nobody forked sure any flagged 1 | go nobody forked sure any flagged 0 | go nobody forked sure any unflagged 0
    | go nobody anything sure any flagged 0
    | go first_one same_later sure any (@ask unit (bool * bool) 2 careful) 0
    | go first_two same_later' sure any (@ask unit (bool * bool) 2 careful) 0
    | go firsts forked sure any (@ask unit (bool * bool) 2 careful) 0
    | go members forked sure first_only (@ask_inside unit (bool * bool) 2 careful) 0
    | go members forked sure not_zero unflagged 0
    | go firsts forked low any (@ask outcomes (bool * bool) 2 flagged_near) 0
    | refuted_at m (R_met ;; marked nobody ;; ends_of_line ;; 1 ;; (1 / 2) ;; 1%nat ;; sure ;; any ;;
        @say unit (R * bool) (right_away (1 / 2, true)) ;; 0 ;; tt) ].
