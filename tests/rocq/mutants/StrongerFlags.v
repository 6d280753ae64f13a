(** * Mutants of X1 and X2 that hold: outputs need to be right on one side only, and only from some member on *)

From Coq Require Import QArith Qabs List Lqa Lia PeanoNat.
From Barriers Require Import Algorithms Probability Tapes Computation Sharpness Flags.
From Barriers Require Import TrustBarriers VacuityComputation.
From Mutants Require Import Verdicts Facts RefuteComputation RefuteComputationForks.
Import ListNotations.
Open Scope Q_scope.

Section Jump.
Context {M : Type} (d : metric M) (f : nat -> nat -> Q) (solutions : nat -> M -> Prop) (alpha : Q).
Hypothesis excluded : exists N, forall n, (N <= n)%nat -> forall x,
  accurate d alpha (solutions O) x -> accurate d alpha (solutions n) x -> False.

Lemma flags_above t checker b : 1 # 2 < b ->
  (forall n, probability_at_least (jump_information f n) (jump_flag d f solutions alpha t n) b checker) ->
  jump_flag d f solutions alpha t O false /\ exists N, forall n, (N <= n)%nat -> jump_flag d f solutions alpha t n
    false.
Proof.
  intros L. apply X1_eventually; [| | exact L].
  - intros m n Hn. apply jump_agrees; lia.
  - intros x X0. destruct excluded as [N E]. exists N. intros n Hn X. exact (E n Hn x X0 X).
Qed.
Lemma flags t checker b :
  jump_flag d f solutions alpha t O true \/ often (fun n => jump_flag d f solutions alpha t n true) ->
  (forall n, probability_at_least (jump_information f n) (jump_flag d f solutions alpha t n) b checker) -> b <= 1 # 2.
Proof.
  intros H C. apply Qnot_lt_le; intros L. destruct (flags_above t checker b L C) as [R [N A]].
  destruct H as [H | H]; [exact (R H) |]. destruct (H N) as (n & Hn & R'). exact (A n Hn R').
Qed.
Lemma flag_sum t m n h c0 c : (m <= n)%nat -> (1 <= n)%nat ->
  (forall x, accurate d alpha (solutions O) x -> accurate d alpha (solutions n) x -> False) ->
  attains (jump_information f O) raised m t h ->
  probability_at_most (jump_information f O) (jump_false d solutions alpha O) c0 t ->
  probability_at_most (jump_information f n) (jump_false d solutions alpha n) c t -> h <= c0 + c.
Proof.
  intros Hm Hn E A B0 B. apply Qnot_lt_le; intros L.
  apply (coupling_either _ (jump_information f O) (jump_information f n) _ (jump_false d solutions alpha O)
           (jump_false d solutions alpha n) _ _ _ A).
  - intros k l _. reflexivity.
  - apply (jump_agrees f m n Hm Hn).
  - intros [x said] R [N0 N]. apply N0. split; [exact R |]. intros X0. apply N. split; [exact R |]. exact (E x X0).
  - intros p q P Q. apply B0 in P. apply B in Q. lra.
Qed.
Lemma never_negative (c : Q) o (G : M * bool -> Prop) t : probability_at_most o G c t -> 0 <= c.
Proof. intros B. apply (B O 0). constructor 1. apply Qle_refl. Qed.
Lemma flag_twice t h c : probability_at_least (jump_information f O) raised h t ->
  (forall n, probability_at_most (jump_information f n) (jump_false d solutions alpha n) c t) -> h <= 2 * c /\ 0 <= c.
Proof.
  intros A B. split; [| exact (never_negative _ _ _ _ (B O))].
  destruct excluded as [N E]. apply Qnot_lt_le; intros L. destruct (A ((1 # 2) * (h - 2 * c)) ltac:(lra)) as [m A'].
  pose proof (flag_sum t m (S (N + m)) _ c c ltac:(lia) ltac:(lia) (E (S (N + m)) ltac:(lia)) A' (B O) (B (S (N + m)))).
    lra.
Qed.
End Jump.

Section Fork.
Context {M : Type} (d : metric M) (f : fork -> nat -> Q) (solutions : fork -> M -> Prop) (alpha : Q) (first : nat).
Hypothesis excluded : exists N, forall n, (N <= n)%nat -> (first <= n)%nat -> forall x,
  accurate d alpha (solutions (Member One n)) x -> accurate d alpha (solutions (Member Two n)) x -> False.

Lemma fork_flags_above t checker b : 1 # 2 < b ->
  (forall iota, is_input first iota ->
     probability_at_least (fork_information f iota) (fork_flag d f solutions alpha t iota) b checker) ->
  fork_flag d f solutions alpha t Limit false /\
  exists N, (first < N)%nat /\ forall i n, (N <= n)%nat -> fork_flag d f solutions alpha t (Member i n) false.
Proof.
  intros L C. destruct excluded as [N0 E]. destruct (flag_stays _ _ t checker b L (C Limit I)) as [m St].
  assert (R : fork_flag d f solutions alpha t Limit false).
  { intros R. pose proof R as [m' A]. pose (n := (N0 + m + m' + first)%nat).
    assert (F : forall i, ~ fork_flag d f solutions alpha t (Member i n) false).
    { intros i. apply (St _ _ (fork_agrees f i m n ltac:(unfold n; lia)) (C (Member i n) ltac:(unfold n; simpl;
      lia))), R. }
    apply (F One). intros [m1 A1]. apply (F Two). intros [m2 A2]. assert (1 + 1 <= 2 - 1); [| lra].
    exact (coupling_two _ _ _ _ _ _ _ _ _ _ _ _ _ A (fork_agrees f One m' n ltac:(unfold n; lia))
      (fork_agrees f Two m' n ltac:(unfold n; lia)) (fun x => E n ltac:(unfold n; lia) ltac:(unfold n; lia) x) A1 A2). }
  split; [exact R |]. exists (S (m + first)). split; [lia |]. intros i n Hn.
  destruct (St _ _ (fork_agrees f i m n ltac:(lia)) (C (Member i n) ltac:(simpl; lia))) as [_ N]. exact (N R).
Qed.
Lemma fork_flags t checker b :
  fork_flag d f solutions alpha t Limit true \/ often (fun n => exists i, fork_flag d f solutions alpha t (Member i n)
    true) ->
  (forall iota, is_input first iota ->
     probability_at_least (fork_information f iota) (fork_flag d f solutions alpha t iota) b checker) -> b <= 1 # 2.
Proof.
  intros H C. apply Qnot_lt_le; intros L. destruct (fork_flags_above t checker b L C) as [R [N [_ A]]].
  destruct H as [H | H]; [exact (R H) |]. destruct (H N) as (n & Hn & i & R'). exact (A i n Hn R').
Qed.
Lemma fork_flag_sum i j t m n h c1 c2 : (m <= n)%nat ->
  (forall x, accurate d alpha (solutions (Member One n)) x -> accurate d alpha (solutions (Member Two n)) x -> False) ->
  attains (fork_information f Limit) raised m t h ->
  probability_at_most (fork_information f (Member i n)) (fork_false d solutions alpha (Member One n)) c1 t ->
  probability_at_most (fork_information f (Member j n)) (fork_false d solutions alpha (Member Two n)) c2 t -> h <= c1 +
    c2.
Proof.
  intros Hm E A B1 B2. apply Qnot_lt_le; intros L.
  apply (coupling_either _ _ _ _ (fork_false d solutions alpha (Member One n)) (fork_false d solutions alpha (Member Two
    n)) _ _ _ A
           (fork_agrees f i m n Hm) (fork_agrees f j m n Hm)).
  - intros [x said] R [N1 N2]. apply N1. split; [exact R |]. intros X1. apply N2. split; [exact R |]. exact (E x X1).
  - intros p q P Q. apply B1 in P. apply B2 in Q. lra.
Qed.
Lemma fork_flag_twice t h c : probability_at_least (fork_information f Limit) raised h t ->
  (forall i n, (first < n)%nat ->
     probability_at_most (fork_information f (Member i n)) (fork_false d solutions alpha (Member i n)) c t) -> h <= 2 *
       c /\ 0 <= c.
Proof.
  intros A B. split; [| exact (never_negative _ _ _ _ (B One (S first) (le_n _)))].
  destruct excluded as [N E]. apply Qnot_lt_le; intros L. destruct (A ((1 # 2) * (h - 2 * c)) ltac:(lra)) as [m A'].
  pose (n := S (N + m + first)).
  pose proof (fork_flag_sum One Two t m n _ c c ltac:(unfold n; lia) (E n ltac:(unfold n; lia) ltac:(unfold n; lia)) A'
    (B One n ltac:(unfold n; lia)) (B Two n ltac:(unfold n; lia))). lra.
Qed.
End Fork.

(** ** The mutants *)

Ltac jump_excluded A L :=
  let n := fresh "n" in let N := fresh "N" in let x := fresh "x" in let X := fresh "X" in let Y := fresh "Y" in
  exists 2%nat; intros n N x X Y;
  first [ exact (three_are_enough _ _ _ _ _ x (A n ltac:(lia)) L Y X) | exact (accurate_not_both _ _ _ _ _ x (A n
    ltac:(lia)) L Y X) ].
Ltac prove_Flags_X1_jump :=
  intros M d f S kappa alpha A L t checker b; apply flags; jump_excluded A L.
Ltac prove_Flags_X1_jump_above :=
  intros M d f S kappa alpha A L t checker b; apply flags_above; jump_excluded A L.
Ltac prove_Flags_X2_jump_sum :=
  intros M d f S kappa alpha A L t m n h c0 c Hm Hn;
  apply (flag_sum d f S alpha t m n h c0 c Hm Hn);
  let x := fresh "x" in let X := fresh "X" in let Y := fresh "Y" in intros x X Y; exact (three_are_enough _ _ _ _ _ x (A n Hn) L Y X).
Ltac prove_Flags_X2_jump :=
  intros M d f S kappa alpha A L t h c R B;
  let H := fresh "H" in assert (H : h <= 2 * c /\ 0 <= c) by (apply (flag_twice d f S alpha) with (t := t); [jump_excluded A L | exact R | intros; apply B; lia]); lra.
Ltac prove_Flags_X2_jump_never :=
  intros M d f S kappa alpha A L t B m p R; apply attains_at_least in R;
  let H := fresh "H" in assert (H : p <= 2 * 0 /\ 0 <= 0) by (apply (flag_twice d f S alpha) with (t := t); [jump_excluded A L | exact R | intros; apply B; lia]); lra.
Ltac prove_Flags_X2_jump_always :=
  intros M d f S kappa alpha A L t c R B;
  let H := fresh "H" in
  first [ assert (H : 1 <= 2 * c /\ 0 <= c) by (apply (flag_twice d f S alpha) with (t := t);
    [jump_excluded A L | exact R | intros; apply B; lia])
        | assert (H : 2 <= 2 * c /\ 0 <= c) by (apply (flag_twice d f S alpha) with (t := t);
          [jump_excluded A L | exact R | intros; apply B; lia]) ]; lra.

Ltac one_of A n L :=
  let x := fresh "x" in let X := fresh "X" in let Y := fresh "Y" in intros x X Y;
  first [ exact (three_are_enough _ _ _ _ _ x (A n n ltac:(lia) ltac:(lia)) L X Y)
        | exact (accurate_not_both _ _ _ _ _ x (A n n ltac:(lia) ltac:(lia)) L X Y)
        | exact (accurate_not_both _ _ _ _ _ x (A n n ltac:(lia) ltac:(lia)) L X X)
        | exact (accurate_not_both _ _ _ _ _ x (A n n ltac:(lia) ltac:(lia)) L Y Y) ].
Ltac fork_excluded A first L :=
  let n := fresh "n" in let N := fresh "N" in let F := fresh "F" in
  exists (Datatypes.S first); intros n N F; one_of A n L.
Ltac prove_Flags_X1_fork :=
  intros M d f S kappa alpha first A L t checker b H; apply fork_flags with (t := t); [fork_excluded A first L |];
  first [ exact H | destruct H as [H | H]; [left; exact H | right];
          let N := fresh "N" in let n := fresh "n" in let Hn := fresh "Hn" in let F := fresh "F" in
          intros N; destruct (H N) as (n & Hn & F); exists n; split; [exact Hn | exists One; exact (F One)] ].
Ltac prove_Flags_X1_fork_above :=
  intros M d f S kappa alpha first A L t checker b Hb C;
  let R := fresh "R" in let N := fresh "N" in let F := fresh "F" in let W := fresh "W" in
  destruct (fork_flags_above d f S alpha first ltac:(fork_excluded A first L) t checker b Hb C) as (R & N & F & W);
  split; [exact R |]; exists N; split; [lia | exact W].
Ltac prove_Flags_X2_fork_sum :=
  intros M d f S kappa alpha first A L t m n h c1 c2 Hm Hn R B1 B2;
  refine (fork_flag_sum d f S alpha _ _ t m n h c1 c2 Hm _ R B1 B2); one_of A n L.
Ltac prove_Flags_X2_fork :=
  intros M d f S kappa alpha first A L t h c R B;
  let H := fresh "H" in assert (H : h <= 2 * c /\ 0 <= c) by (apply (fork_flag_twice d f S alpha first) with (t := t); [fork_excluded A first L | exact R | intros; apply B; lia]); lra.
Ltac prove_Flags_X2_fork_never :=
  intros M d f S kappa alpha first A L t B m p R; apply attains_at_least in R;
  let H := fresh "H" in assert (H : p <= 2 * 0 /\ 0 <= 0) by (apply (fork_flag_twice d f S alpha first) with (t := t); [fork_excluded A first L | exact R | intros; apply B; lia]); lra.
Ltac prove_Flags_X2_fork_always :=
  intros M d f S kappa alpha first A L t c R B;
  let H := fresh "H" in
  first [ assert (H : 1 <= 2 * c /\ 0 <= c) by (apply (fork_flag_twice d f S alpha first) with (t := t);
    [fork_excluded A first L | exact R | intros; apply B; lia])
        | assert (H : 2 <= 2 * c /\ 0 <= c) by (apply (fork_flag_twice d f S alpha first) with (t := t);
          [fork_excluded A first L | exact R | intros; apply B; lia]) ]; lra.

Ltac prove_Flags_X1_sharp :=
  intros M o G t said H; destruct (X1_sharp o G t said H) as [A B]; split;
  [ let e := fresh "e" in let He := fresh "He" in intros e He; destruct (A e He) as [m A']; exists m; eapply attains_less; [exact A' | lra]
  | let m := fresh "m" in let p := fresh "p" in let P := fresh "P" in intros m p P;
    first
      [ pose proof (B m p P); lra
      | apply attains_flip_inv in P as (q & r & Q & R & P); pose proof (attains_le_one _ _ _ _ _ Q);
        pose proof (attains_le_one _ _ _ _ _ R);
        first [ apply attains_output_inv in Q as [Q | [Q _]]; [lra | discriminate Q]
              | apply attains_output_inv in R as [R | [R _]]; [lra | discriminate R] ] ] ].
Ltac prove_Flags_X2_sharp :=
  intros M o G s1 s2 H; destruct (X2_sharp o G s1 s2 H) as [A B]; split;
  [ first [ exact A | eapply attains_less; [exact A | lra] | revert A; apply attains_weaken; [auto | lia] ]
  | let m := fresh "m" in let p := fresh "p" in let P := fresh "P" in intros m p P;
    first
      [ pose proof (B m p P); lra
      | apply attains_flip_inv in P as (q & r & Q & R & P); pose proof (attains_le_one _ _ _ _ _ Q);
        pose proof (attains_le_one _ _ _ _ _ R);
        first [ apply attains_output_inv in Q as [Q | [Q _]]; [lra | discriminate Q]
              | apply attains_output_inv in R as [R | [R _]]; [lra | discriminate R] ] ] ].
