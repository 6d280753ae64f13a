(** * Mutants of what is said of probabilities, tapes and the sharpness of J and K: outputs are [true] and [false] *)

From Coq Require Import QArith Qabs List Lqa Lia PeanoNat.
From Barriers Require Import Algorithms Probability Tapes Computation Sharpness.
From Barriers Require Import TrustBarriers VacuityComputation.
From Mutants Require Import Verdicts Facts RefuteComputation RefuteComputationForks.
Import ListNotations.
Open Scope Q_scope.

(** ** Truncations *)

Definition every (x : bool) : bool := true.
Definition none (x : bool) : bool := false.
(** All evaluations are 1; they are 0 at level 0, and 1 from there on. *)
Definition o1 : oracle := fun _ _ => 1.
Definition o01 : oracle := fun _ l => match l with O => 0 | S _ => 1 end.
(** Whether evaluation 0 is 1, read at level [l]. *)
Definition is_one (l : nat) : algorithm bool := Read 0 l (fun v => Output (Qle_bool 1 v)).

(** What is assumed: of finitely many outputs, and of oracles that agree. *)
Ltac assumed :=
  repeat match goal with
         | |- forall x : bool, _ => intros []
         | |- agree _ _ _ => intros ? [| ?] ?
         | |- _ -> _ => intro
         end;
  first [ exact I | reflexivity | assumption | lia | discriminate | contradiction | vm_compute; intuition discriminate
        | exists true; vm_compute; intuition discriminate | exists false; vm_compute; intuition discriminate ].
Ltac at_instance m vs :=
  lazymatch vs with
  | ?v ;; ?rest => specialize (m v); at_instance m rest
  | _ => met_by ltac:(fun _ => solve [assumed]) m
  end.

Ltac refute_Probability_J_truncations m :=
  let at_ o o' g g' t := (at_instance m (bool ;; o ;; o' ;; g ;; g' ;; 2%nat ;; 2%nat ;; t ;; tt);
    absurd_by_computing m) in
  let yes := constr:(fun x : bool => x) in
  first
    [ at_ o0 o0 every every (Output true) | at_ o0 o0 yes negb tossed | at_ o0 o0 none none tossed
    | at_ o0 o0 yes yes (Output true) | at_ o0 o1 negb yes (is_one 0) ].

Ltac refute_Probability_K_truncations m :=
  let at_ o o' o'' g g' t :=
    (at_instance m (bool ;; o ;; o' ;; o'' ;; g ;; g' ;; 2%nat ;; 2%nat ;; 2%nat ;; t ;; tt); absurd_by_computing m) in
  let yes := constr:(fun x : bool => x) in
  first
    [ at_ o0 o0 o0 every every (Output true) | at_ o0 o0 o0 yes negb tossed | at_ o0 o0 o0 none none tossed
    | at_ o0 o0 o0 yes yes (Output true) | at_ o0 o1 o0 yes negb (is_one 0) | at_ o0 o0 o1 negb yes (is_one 0) ].
(** Each of the two is at most 1. *)
Lemma two_probabilities {M} o o' (g g' : M -> bool) t t' : probability o g t + probability o' g' t' <= 2 - 0.
Proof. pose proof (probability_range o g t). pose proof (probability_range o' g' t'). lra. Qed.
Lemma no_probability {M} o (t : tree M) : probability o (fun _ => false) t == 0.
Proof. induction t as [| | a A b B | k n next IH]; cbn [probability]; try reflexivity; [rewrite A, B;
  reflexivity | apply IH]. Qed.
Ltac prove_Probability_K_truncations := intros; rewrite no_probability; apply two_probabilities.

(** ** Tapes *)

(** With no bit of the tape known, a coin falls on tails. *)
Ltac refute_Probability_probability_by_tapes m :=
  at_instance m (bool ;; o0 ;; (fun x : bool => x) ;; 2%nat ;; O ;; tossed ;; tt); absurd_by_computing m.

(** Tosses until heads: [true] with probability 1, which no truncation has. *)
CoFixpoint at_last : algorithm bool := Flip (Output true) at_last.
Lemma at_last_below o g n : probability o g (prune n at_last) < 1.
Proof.
  induction n as [| n IH]; [reflexivity |]. rewrite (exposed_same at_last). cbn [exposed at_last prune probability].
  destruct n as [| n]; [cbn; lra |]. cbn [prune probability] in *. destruct (g true); lra.
Qed.
Lemma at_last_certain o : probability_at_least o is_true 1 at_last.
Proof.
  intros e He. destruct (power_half_vanishes e He) as [n Hn]. exists O.
  apply (attains_less _ _ _ _ (1 - power (1 # 2) n)); [| lra]. clear.
  induction n as [| n IH]; [constructor 1; cbn; lra |]. rewrite (exposed_same at_last). cbn [exposed at_last].
  eapply attains_flip; [constructor 2; [reflexivity | apply Qle_refl] | exact IH | cbn [power]; lra].
Qed.
Lemma sure {M} o (G : M -> Prop) x b : G x -> b <= 1 -> probability_at_least o G b (Output x).
Proof. intros H B. apply (attains_at_least _ _ O). constructor 2; assumption. Qed.
Lemma never_one {M} o (G : M -> Prop) : ~ probability_at_least o G 1 never.
Proof. intros A. destruct (A (1 # 2) eq_refl) as [n B]. apply never_attains in B. lra. Qed.
Lemma sure_wrong {M} o (G : M -> Prop) x : ~ G x -> ~ probability_at_least o G 1 (Output x).
Proof. intros N A. destruct (A (1 # 2) eq_refl) as [n B]. apply attains_output_inv in B as [B | B];
  [lra | exact (N B)]. Qed.

(** From the probabilities of the truncations nothing follows about what is never given, or never right; from a certain
    output, that they are as large for every e > 0. *)
Ltac refute_Probability_probability_at_least_truncations m :=
  let at_ G g b t := (at_instance m (bool ;; o0 ;; G ;; g ;; b ;; t ;; tt)) in
  let a := fresh "a" in let a' := fresh "a" in let n := fresh "n" in
  let follows := (first
    [ intros ? ?; exists O; intros n ?; first [destruct n; cbn; lra | pose proof (probability_range o0 every (prune n
      never)); lra]
    | intros ? ?; exists 1%nat; intros n ?; destruct n; [lia | cbn; lra]
    | exists 0; intros ?; exfalso; lra
    | intros ? ? n; exists (S n); intros ?; exfalso; lia
    | intros ? ?; exists 1%nat, O; intros ?; exfalso; lia ]) in
  first
    [ at_ anything every 1 (@never bool); apply (never_one o0 anything), m; follows
    | at_ is_true every 1 (Output false); apply (sure_wrong o0 is_true false); [discriminate |]; apply m; follows
    | at_ anything none 1 (Output true); pose proof (proj1 m (sure o0 anything true 1 I (Qle_refl 1))) as a;
      destruct (a (1 # 2) eq_refl) as [n a']; specialize (a' (S n) ltac:(lia)); cbn in a'; lra
    | at_ anything every 1 (Output true); pose proof (proj1 m (sure o0 anything true 1 I (Qle_refl 1))) as a;
      first
        [ specialize (a (1 # 2) eq_refl O O); cbn in a; first [lra | specialize (a (le_n O)); lra]
        | destruct (a (1 # 2) eq_refl) as [n a']; specialize (a' O); cbn in a'; lra
        | destruct (a (-1 # 1)) as [n a']; specialize (a' (S n) ltac:(lia)); cbn in a'; lra ]
    | at_ anything every 0 (Output true); pose proof (proj1 m (sure o0 anything true 0 I ltac:(discriminate))) as a;
      destruct (a (1 # 2) eq_refl) as [n a']; specialize (a' (S n) ltac:(lia)); cbn in a'; lra
    | at_ is_true (fun x : bool => x) 1 at_last; pose proof (proj1 m (at_last_certain o0)) as a;
      destruct (a 0 (Qle_refl 0)) as [n a']; specialize (a' n (le_n n));
      pose proof (at_last_below o0 (fun x => x) n); lra ].
Ltac prove_Probability_probability_at_least_truncations :=
  let M := fresh "M" in let E := fresh in let H := fresh in let e := fresh "e" in let He := fresh in let n := fresh "n" in
  let Hn := fresh in
  intros M o G g b t E; rewrite (probability_at_least_truncations o G g b t E); split; intros H e He;
  [ destruct (H ((1 # 2) * e) ltac:(lra)) as [n Hn]; exists n;
    first [ intros k Hk; specialize (Hn k ltac:(lia)); lra | intros k <-; specialize (Hn n (le_n n)); lra ]
  | destruct (H e He) as [n Hn]; exists (S n);
    first
      [ intros k Hk; specialize (Hn k ltac:(lia)); lra
      | intros k Hk; specialize (Hn n eq_refl); pose proof (truncations_grow o g n k t ltac:(lia)); lra ] ].

Ltac refute_Probability_tree_probability m :=
  let at_ G g t p := (at_instance m (bool ;; o0 ;; G ;; g ;; t ;; p ;; tt)) in
  let a := fresh "a" in let one := constr:(Query 0 1 (fun _ => Ret true)) in
  first
    [ at_ anything none (Ret true) 1; pose proof (proj1 m (ex_intro _ O (attains_output o0 anything O true 1 I (Qle_refl
      1)))) as a;
      absurd_by_computing a
    | at_ anything every (Ret true) 1; pose proof (proj1 m (ex_intro _ O (attains_output o0 anything O true 1 I
      (Qle_refl 1)))) as a;
      absurd_by_computing a
    | at_ anything every (Ret true) 0;
      pose proof (proj1 m (ex_intro _ O (attains_output o0 anything O true 0 I ltac:(discriminate)))) as a;
        absurd_by_computing a
    | at_ is_true every (Ret false) 1; destruct (proj2 m ltac:(discriminate)) as [? a];
      apply attains_output_inv in a as [a | a]; [lra | discriminate a]
    | at_ anything every one 1; pose proof (proj2 m ltac:(discriminate) O) as a; inversion a; subst; [lra | lia] ].

Ltac refute_Probability_rules_are_trees m :=
  specialize (m bool (fun _ => Halt true) O (fun _ => true) o0 []); exact (m eq_refl).

Ltac refute_Probability_same_run m :=
  let at_ o o' n steps t x r := (at_instance m (bool ;; o ;; o' ;; n ;; steps ;; any_tape ;; t ;; x ;; r ;; tt)) in
  let read := constr:([(0%nat, 1%nat, 0)]) in
  first
    [ at_ o0 o0 O O (Output true) true (@nil (nat * nat * Q)); discriminate m
    | at_ o0 o0 O 1%nat (Output true) true (@nil (nat * nat * Q)); exact (m eq_refl)
    | specialize (m bool o0 o01 O 2%nat any_tape (is_one 1) false read);
      met_by ltac:(fun _ => first [solve [assumed] | exists O, O, 0; intros; lia]) m; discriminate m
    | specialize (m bool o0 o01 1%nat 2%nat any_tape (is_one 1) false read);
      met_by ltac:(fun _ => first [solve [assumed] | intros k l v [E | []]; injection E; intros; subst; lia]) m;
        discriminate m ].

(** What never halts is not two algorithms that do; and where no output is, none can be shown. *)
Lemma never_gives {M} w o (x : M) : ~ gives w o never x.
Proof.
  intros (n & r & E). revert w E. induction n as [| n IH]; intros w E; [discriminate |].
  rewrite (exposed_same never) in E. cbn in E. destruct (w O); exact (IH _ E).
Qed.
Ltac refute_Tapes_one_tape m :=
  first
    [ destruct (m Empty_set bool never never) as (_ & _ & _ & [] & _)
    | specialize (m bool bool (Output true) (Output true) never any_tape o0 true true);
      apply (never_gives any_tape o0 (true, true)), m; split; apply gives_output; reflexivity ].

(** ** J is sharp *)

Lemma success_less {M} (g : metric M) o S alpha b c t :
  c <= b -> success_at_least g o S alpha b t -> success_at_least g o S alpha c t.
Proof. intros L A e He. destruct (A e He) as [n B]. exists n. apply (attains_less _ _ _ _ _ _ B). lra. Qed.

Ltac refute_Sharpness_J_sharp m :=
  let at_ S s s0 n := (falsify m (bool ;; d ;; S ;; (fun _ : nat => o0) ;; 0 ;; s ;; s0 ;; n ;; tt)) in
  first
    [ at_ jump_right false true O | at_ (three_sets is_true is_false is_true) true true 1%nat
    | at_ (three_sets is_true is_true is_false) true true 2%nat | at_ (three_sets is_false is_true is_true) true true O
    | at_ (three_sets is_true is_false is_false) true true 1%nat ].
Ltac prove_Sharpness_J_sharp :=
  intros; apply (success_less _ _ _ _ (1 # 2)); [discriminate | apply J_sharp; assumption].

(** ** K is sharp *)

(** Evaluations 0 and 1: of the limit, of all members of the one and of the other branch; the nearest dyadics. *)
Definition pairs (l : Q * Q) (a b : nat -> Q * Q) (iota : fork) (k : nat) : Q :=
  let v := match iota with Limit => l | Member One n => a n | Member Two n => b n end in
  match k with O => fst v | S _ => snd v end.
Definition nearest_information (f : fork -> nat -> Q) (iota : fork) : oracle := fun k l => nearest (f iota k) l.
Definition all (v : Q * Q) (n : nat) : Q * Q := v.
(** The first member alone is another, or all but the first are. *)
Definition but (v w : Q * Q) (n : nat) : Q * Q := match n with 1%nat => w | _ => v end.
Definition then_ (v w : Q * Q) (n : nat) : Q * Q := match n with O | 1%nat => v | _ => w end.
Definition first_right := fork_sets anything (each is_true) (each is_false).
Definition ask := Sharpness.reader 0 1 true false 0.

Lemma accurate_in (S : bool -> Prop) x y : (forall x, S x -> x = y) -> accurate d 0 S x -> x = y.
Proof. intros E A. destruct (A (1 # 2) eq_refl) as (s & Hs & _ & N). rewrite (N ltac:(lra)). apply E, Hs. Qed.

(** Asked where the other evaluation is larger, or where both are the same. *)
Lemma asked_wrongly (f : nat -> Q) o (S : bool -> Prop) s : admissible f o ->
  (f 1%nat < f O /\ s = true) \/ (f O < f 1%nat /\ s = false) -> (forall x, S x -> x = negb s) ->
  ~ success_at_least d o S 0 1 ask.
Proof.
  intros A D E B.
  destruct (Sharpness.reader_right f o (eq s) 0 1 true false A) as [n R].
  { destruct D as [[D ->] | [D ->]]; [left | right]; auto. }
  destruct (B (1 # 2) eq_refl) as [n' B'].
  assert (1 + (1 - (1 # 2)) <= 1); [| lra].
  apply (coupling o o (eq s) (accurate d 0 S) n n' ask _ _ R (fun _ _ _ => eq_refl)); [| exact B'].
  intros x <- X. apply (accurate_in S _ (negb s) E) in X. destruct s; discriminate.
Qed.
Lemma asked_in_vain {M} o (G : M -> Prop) s1 s2 : (forall l, o 0%nat l = o 1%nat l) ->
  ~ probability_at_least o G 1 (Sharpness.reader 0 1 s1 s2 0).
Proof.
  intros E A. destruct (A (1 # 2) eq_refl) as [n B].
  assert (N : forall t p, attains o G n t p -> (exists l, t = Sharpness.reader 0 1 s1 s2 l \/
    t = Read 1 l (fun v => if Qlt_le_dec (2 * power (1 # 2) l) (o 0%nat l - v) then Output s1
          else if Qlt_le_dec (2 * power (1 # 2) l) (v - o 0%nat l) then Output s2
          else Sharpness.reader 0 1 s1 s2 (S l))) -> p <= 0).
  { clear B. intros t p B. induction B as [| | | k n' next p L B IH]; intros (l & [Y | Y]);
      try (rewrite (exposed_same (Sharpness.reader 0 1 s1 s2 l)) in Y; cbn in Y); try discriminate; try assumption.
    - injection Y as -> -> ->. apply IH. exists l. right. reflexivity.
    - injection Y as -> -> ->. apply IH. exists (S l). left. rewrite <- (E l). clear B IH. cbv beta.
      assert (P : 0 < power (1 # 2) l) by (apply power_positive; lra).
      destruct (Qlt_le_dec _ _); [lra | reflexivity]. }
  apply N in B; [lra |]. exists O. left. reflexivity.
Qed.
(** Of two sets without common points each has at most the probability that the other leaves. *)
Lemma thirds_wrong (f : nat -> Q) o (S : bool -> Prop) s : admissible f o ->
  (f 1%nat < f O /\ s = true) \/ (f O < f 1%nat /\ s = false) -> (forall x, S x -> x = negb s) ->
  ~ success_at_least d o S 0 (2 # 3) (two_thirds true false ask).
Proof.
  intros A D E B.
  destruct (Sharpness.reader_right f o (eq s) 0 1 true false A) as [n R].
  { destruct D as [[D ->] | [D ->]]; [left | right]; auto. }
  assert (T : probability_at_least o (eq s) (2 # 3) (two_thirds true false ask)).
  { apply (K_two_thirds_member o (eq s) true false ask n); [destruct s; auto | exact R]. }
  destruct (above_half o (eq s) (two_thirds true false ask) (2 # 3) eq_refl T) as [k N].
  apply (N o (accurate d 0 S)); [intros ? ? ?; reflexivity | | exact B].
  intros x <- X. apply (accurate_in S _ (negb s) E) in X. destruct s; discriminate.
Qed.
Lemma thirds_bound info b : info = fork_information a_fork ->
  (forall iota, is_input 1 iota -> success_at_least d (info iota) (fork_right iota) 0 b (two_thirds true false ask)) ->
    b <= 2 # 3.
Proof. intros ->. apply (K_fork d a_fork fork_right 1 0 1 (le_n 1) a_fork_apart eq_refl). Qed.

Ltac K_sharp_met :=
  first
    [ known
    | intros; apply nearest_admissible
    | exact (K_admissible a_fork 1 (le_n 1) a_fork_close) | exact (fun n _ => quarter_positive n)
    | exists Limit; intros; apply nearest_admissible
    | sat
    | exists O; intros; lia ].
Ltac refute_Sharpness_K_sharp m :=
  let at_ f S info := (specialize (m bool d f S 0 1%nat info true false 0%nat 1%nat);
    met_by ltac:(fun _ => solve [K_sharp_met]) m; cbv zeta in m; destruct m as [_ m]) in
  let near f S := (at_ f S (nearest_information f)) in
  let m1 := fresh "m" in let m2 := fresh "m" in let m3 := fresh "m" in
  let member iota := (specialize (m iota); met m; destruct m as (m1 & m2 & m3)) in
  let regular := constr:(pairs (0, 0) (all (1, 0)) (all (0, 1))) in
  let wrong iota f s := (member iota; met m3;
    refine (asked_wrongly (f iota) _ _ s (nearest_admissible _) _ _ m3);
    [first [left; split; reflexivity | right; split; reflexivity] | intros ? ->; reflexivity]) in
  first
    [ near regular first_right; member (Member One 1); contradicted m1
    | at_ a_fork fork_right (fork_information a_fork);
      first
        [ assert (C : 1 <= 2 # 3) by exact (thirds_bound _ 1 eq_refl (fun iota i => proj1 (proj2 (m iota i)))); lra
        | assert (C : (3 # 3) <= 2 # 3) by exact (thirds_bound _ (3 # 3) eq_refl (fun iota i => proj1 (proj2 (m iota
          i)))); lra
        | assert (C : (2 # 2) <= 2 # 3) by exact (thirds_bound _ (2 # 2) eq_refl (fun iota i => proj1 (proj2 (m iota
          i)))); lra ]
    | near regular first_right; member (Member One 1); met m3; destruct (m3 (1 # 8) eq_refl) as [? m'];
      apply attains_le_one in m'; lra
    | near regular first_right; member Limit; try specialize (m3 eq_refl); apply asked_in_vain in m3;
      [exact m3 | reflexivity]
    | near regular (fork_sets anything (three_sets nothing nothing is_true) (each is_false)); member (Member One 1);
      contradicted m1
    | near regular (fork_sets anything (three_sets is_true is_true nothing) (each is_false)); member (Member One 2);
      contradicted m1
    | near regular (fork_sets anything (three_sets nothing is_true is_true) (each is_false)); member (Member One 0);
      contradicted m1
    | near regular (fork_sets anything (each nothing) (each anything)); member (Member One 1); contradicted m1
    | near regular (fork_sets anything (each nothing) (each is_false)); member (Member One 1); contradicted m1
    | near regular (fork_sets anything (each is_true) (three_sets nothing nothing is_false)); member (Member Two 1);
      contradicted m1
    | near regular (fork_sets anything (each is_true) (three_sets is_false is_false nothing)); member (Member Two 2);
      contradicted m1
    | near regular (fork_sets anything (each anything) (each nothing)); member (Member Two 1); contradicted m1
    | near regular (fork_sets anything (each is_true) (each nothing)); member (Member Two 1); contradicted m1
    | let go f iota s := (near f first_right; wrong iota f s) in
      first
        [ go (pairs (0, 0) (but (1, 0) (0, 1)) (all (0, 1))) (Member One 1) false
        | go (pairs (0, 0) (then_ (1, 0) (0, 1)) (all (0, 1))) (Member One 2) false
        | go (pairs (0, 0) (all (1, 0)) (but (0, 1) (1, 0))) (Member Two 1) true
        | go (pairs (0, 0) (all (1, 0)) (then_ (0, 1) (1, 0))) (Member Two 2) true
        | go (pairs (0, 0) (all (2, 3)) (all (0, 1))) (Member One 1) false
        | go (pairs (0, 0) (all (-1, 0)) (all (1, 2))) (Member One 1) false
        | go (pairs (0, 0) (all (1, 0)) (all (3, 2))) (Member Two 1) true
        | go (pairs (0, 0) (all (3, 2)) (all (1, 0))) (Member Two 1) true ]
    | near (pairs (0, 0) (all (0, 0)) (all (0, 1))) first_right; member (Member One 1); met m3;
      apply asked_in_vain in m3; [exact m3 | reflexivity]
    | near (pairs (0, 0) (all (1, 0)) (all (0, 0))) first_right; member (Member Two 1); met m3;
      apply asked_in_vain in m3; [exact m3 | reflexivity]
    | at_ regular first_right (fun _ : fork => o0); member (Member One 1); met m3; apply asked_in_vain in m3;
      [exact m3 | reflexivity]
    | near (pairs (0, 1) (all (1, 0)) (all (0, 1))) (fork_sets is_true (each is_true) (each is_false)); member Limit;
      refine (thirds_wrong (pairs (0, 1) (all (1, 0)) (all (0, 1)) Limit) _ _ false (nearest_admissible _) _ _ m2);
      [right; split; reflexivity | intros ? ->; reflexivity]
    | near (pairs (1, 0) (all (1, 0)) (all (0, 1))) (fork_sets is_false (each is_true) (each is_false)); member Limit;
      refine (thirds_wrong (pairs (1, 0) (all (1, 0)) (all (0, 1)) Limit) _ _ true (nearest_admissible _) _ _ m2);
      [left; split; reflexivity | intros ? ->; reflexivity] ].

(** The reader may begin at any level. *)
Lemma reader_from {M} (f : nat -> Q) o (G : M -> Prop) k1 k2 s1 s2 l : admissible f o ->
  (f k2 < f k1 /\ G s1) \/ (f k1 < f k2 /\ G s2) -> exists m, attains o G m (Sharpness.reader k1 k2 s1 s2 l) 1.
Proof.
  intros A D. assert (P : 0 < Qabs (f k1 - f k2)).
  { destruct D as [[D _] | [D _]]; [rewrite Qabs_pos by lra | rewrite Qabs_neg by lra]; lra. }
  destruct (power_half_vanishes ((1 # 4) * Qabs (f k1 - f k2))) as [j Hj]; [lra |].
  exists (j + l)%nat. apply (reader_decides f); auto. pose proof (power_half_decreases j (j + l) ltac:(lia)). lra.
Qed.
Lemma K_sharp_from {M} (g : metric M) f (solutions : fork -> M -> Prop) alpha first info s1 s2 k1 k2 l :
  (forall iota, is_input first iota -> admissible (f iota) (info iota)) ->
  (forall n, (first <= n)%nat -> accurate g alpha (solutions (Member One n)) s1) ->
  (forall n, (first <= n)%nat -> accurate g alpha (solutions (Member Two n)) s2) ->
  accurate g alpha (solutions Limit) s1 -> accurate g alpha (solutions Limit) s2 ->
  (forall n, (first <= n)%nat -> f (Member One n) k2 < f (Member One n) k1) ->
  (forall n, (first <= n)%nat -> f (Member Two n) k1 < f (Member Two n) k2) ->
  halts_almost_surely (info Limit) (coin s1 s2) /\
  forall iota, is_input first iota ->
    success_at_least g (info iota) (solutions iota) alpha (1 # 2) (coin s1 s2) /\
    success_at_least g (info iota) (solutions iota) alpha (2 # 3) (two_thirds s1 s2 (Sharpness.reader k1 k2 s1 s2 l)) /\
    (iota <> Limit -> success_at_least g (info iota) (solutions iota) alpha 1 (Sharpness.reader k1 k2 s1 s2 l)).
Proof.
  intros A H1 H2 L1 L2 K1 K2. split; [apply coin_halts |]. intros iota Hi.
  assert (R : accurate g alpha (solutions iota) s1 \/ accurate g alpha (solutions iota) s2).
  { destruct iota as [| [|] n]; [left; exact L1 | left; apply H1, Hi | right; apply H2, Hi]. }
  split; [apply (attains_at_least _ _ O), coin_succeeds, R |].
  destruct iota as [| i n]; [split; [apply K_two_thirds_limit; assumption | congruence] |].
  destruct (reader_from (f (Member i n)) (info (Member i n)) (accurate g alpha (solutions (Member i n)))
              k1 k2 s1 s2 l) as [m Hm].
  - apply A, Hi.
  - destruct i; [left | right]; split; auto.
  - split; [apply (K_two_thirds_member _ _ _ _ _ m R Hm) | intros _; apply (attains_at_least _ _ m), Hm].
Qed.
Ltac prove_Sharpness_K_sharp :=
  let M := fresh "M" in let g := fresh "g" in let h1 := fresh "h" in let h2 := fresh "h" in let h3 := fresh "h" in
  let P := fresh "P" in let Ho := fresh "h" in
  intros M g f S alpha first info s1 s2 k1 k2; intros; cbv zeta;
  lazymatch goal with |- context [Sharpness.reader _ _ _ _ ?l] =>
    destruct (K_sharp_from g f S alpha first info s1 s2 k1 k2 l) as [Ho P]; try assumption;
    split; [exact Ho |]; intros iota Hi; destruct (P iota Hi) as (h1 & h2 & h3);
    split; [| split; [| intros N; specialize (h3 N)]]; eapply success_less; try eassumption; discriminate
  end.
