(** * Mutants of K and W over the real numbers, in one piece: for a fork family, and for inputs among which one is

    The information is any that is admissible, so what a reading tells is known from the evaluations alone.  All
    instances contradict the bound of W; the algorithm is right on members 1 or 2 of both branches. *)

From Coq Require Import QArith Qreals Raxioms RIneq Rbasic_fun Rfunctions Rlimit Lra Lia PeanoNat List.
From Barriers Require Import Algorithms Computation GeneralAlgorithms RealComputation RealForks RealVacuity.
From Mutants Require Import Verdicts RefuteRealForks.
Import ListNotations.
Open Scope R_scope.

Definition later_one := by_place false false false true false.

Lemma marked_close far iota n k : far iota = false -> far Limit = false -> Rabs (marked far iota k - marked far Limit
  k) <= (1 / 4) ^ n.
Proof.
  intros E L. unfold marked. rewrite E, L. rewrite Rminus_eq_0, Rabs_R0. apply Rlt_le, quarter_positive.
Qed.

(** Members 4^-n from the limit. *)
Definition twin (iota : fork) (k : nat) : R := match iota with Limit => 0 | Member _ n => (1 / 4) ^ n end.
Lemma twin_close i n k : Rabs (twin (Member i n) k - twin Limit k) <= (1 / 4) ^ n.
Proof. unfold twin. pose proof (quarter_positive n). apply Rabs_le. lra. Qed.
Lemma two_levels n : (1 / 2) ^ (2 * n + 2) = 1 / 4 * (1 / 4) ^ n.
Proof. rewrite pow_add, pow_mult. replace ((1 / 2) ^ 2) with (1 / 4) by (simpl; lra). lra. Qed.
Lemma told_apart f g o n : real_admissible f o -> real_admissible g o -> f O = 0 -> g O = (1 / 4) ^ n -> False.
Proof.
  intros A B E E'. destruct (A O (2 * n + 2)%nat) as [_ L]. destruct (B O (2 * n + 2)%nat) as [_ L'].
  rewrite E, two_levels in L. rewrite E', two_levels in L'. apply abs_le in L. apply abs_le in L'.
  pose proof (quarter_positive n). lra.
Qed.

Definition five (iota : fork) : oracle := fun _ _ => 5%Q.
Lemma five_wrong f : f O = 0 -> ~ real_admissible f (five Limit).
Proof. intros E H. destruct (H O O) as [_ L]. rewrite E in L. apply abs_le in L. unfold five,
  Q2R in L. simpl in L. lra. Qed.

(** The limit and the first branch are one input, the second branch others, found by no index. *)
Definition one_is_limit (iota : fork) : nat := match iota with Member Two n => n | _ => O end.
Definition never_found (omega : nat) : option fork := None.
Definition limit_true (omega : nat) (x : Base two_points) : Prop := x = match omega with O => true | S _ => false end.
Lemma limit_true_apart n n' : (1 <= n)%nat -> (1 <= n')%nat ->
  gap_at_least 1 (limit_true (one_is_limit (Member One n))) (limit_true (one_is_limit (Member Two n'))).
Proof. intros _ L x y X Y. destruct n' as [| n']; [lia |]. cbv in X, Y. subst. simpl. lra. Qed.
Lemma one_is_limit_close i n k : (1 <= n)%nat ->
  Rabs (a_jump (one_is_limit (Member i n)) k - a_jump (one_is_limit Limit) k) <= (1 / 4) ^ n.
Proof.
  intros L. destruct i; [| apply (a_jump_close n k L)]. simpl. rewrite Rminus_eq_0, Rabs_R0. apply Rlt_le,
    quarter_positive.
Qed.

Lemma found iota : is_input 1 iota -> fork_index iota = Some iota.
Proof. destruct iota as [| i [| n]]; cbn; try reflexivity. lia. Qed.
Lemma found_is omega iota : fork_index omega = Some iota -> is_input 1 iota /\ omega = iota.
Proof. destruct omega as [| i [| n]]; intros E; try discriminate; injection E as <-; split; try reflexivity; cbn;
  auto; lia. Qed.

Ltac supposed :=
  first
    [ exact found | exact found_is | solve [intros; apply twin_close] | exact limit_true_apart
      | exact one_is_limit_close
    | solve [intros; discriminate] | solve [exists (Member One 0); cbn; lia]
    | solve [intros; places ltac:(apply marked_close; reflexivity)]
    | solve [exists One, 0%nat, 0%nat; intros; lia]
    | solve [assumed] ].
Ltac suppose m :=
  repeat lazymatch type of m with
  | ?A -> _ => lazymatch type of A with Prop => let a := fresh in assert (a : A) by (clear m; supposed);
    specialize (m a); clear a end
  end.
(** What is left of a mutant, for one information, accuracy, algorithm, number of levels. *)
Ltac about_W W :=
  unfold W_real_bound in W; cbv beta zeta in W.
Ltac at_levels m far alpha k g :=
  let i := fresh "i" in let I := fresh "I" in let B := fresh "B" in let W := fresh "W" in let N := fresh "N" in
  suppose m; destruct m as (i & I & B); specialize (B alpha); suppose B; destruct B as [_ W];
  assert (N : forall iota, is_input 1 iota -> forall l, near (i iota) l = negb (far iota))
    by (intros; apply admitted_near, I; assumption);
  about_W W; specialize (W sure (ask O g _) 1 k (fun _ => Logic.I)); cbv beta zeta in W;
  specialize (W ltac:(apply ask_levels; lia));
  let H := fresh in
  lazymatch type of W with
  | ?A -> _ => assert (H : A) by (intros [|]; apply surely; [apply ask_ends; rewrite N by (cbn; lia);
    yes | lra | apply ask_ends; rewrite N by (cbn; lia); yes | lra])
  end;
  specialize (W H); lra.
Ltac fork_instances go m :=
  let always := constr:(told_near (W := unit) true true) in let look := constr:(told_near (W := unit) false true) in
  first
    [ go two_points nobody same_first ltac:(fun m => at_levels m nobody 0 O always)
    | go two_points nobody same_first' ltac:(fun m => at_levels m nobody 0 O always)
    | go two_points nobody same_later ltac:(fun m => at_levels m nobody 0 1%nat always)
    | go two_points nobody same_later' ltac:(fun m => at_levels m nobody 0 1%nat always)
    | go two_points nobody anything ltac:(fun m => at_levels m nobody 0 O always)
    | go two_points first_one forked ltac:(fun m => at_levels m first_one 0 O look)
    | go two_points later_one forked ltac:(fun m => at_levels m later_one 0 1%nat look)
    | go R_met nobody ends_of_line ltac:(fun m => at_levels m nobody (1 / 2) O (told_near (W := unit) (1 / 2) (1 / 2)))
    | go two_points nobody forked ltac:(fun m => suppose m; specialize (m five); destruct m as [m _];
        first [exact (five_wrong _ eq_refl (m Limit Logic.I)) | exact (five_wrong _ eq_refl (m Limit))]) ].
(** If the limit alone is an input of W, the answers about members are none. *)
Ltac at_limit m :=
  let i := fresh "i" in let I := fresh "I" in let B := fresh "B" in let W := fresh "W" in let N := fresh "N" in
  suppose m; destruct m as (i & I & B); destruct (B 0 small_0) as [_ W]; about_W W;
  specialize (W sure (say (right_away true) _) 1 O (fun _ => Logic.I)); cbv beta zeta in W;
  assert (N : forall j, i (Member j 1) <> i Limit)
    by (let j := fresh in let E := fresh in intros j E; apply (told_apart (twin Limit) (twin (Member j 1)) (i Limit) 1);
        [ first [exact (I Limit) | exact (I Limit Logic.I)]
        | rewrite <- E; first [exact (I (Member j 1)) | exact (I (Member j 1) (le_n 1))] | reflexivity | reflexivity ]);
  specialize (W ltac:(apply say_levels));
  let H := fresh in
  lazymatch type of W with
  | ?A -> _ => assert (H : A) by (intros j; apply surely; [| lra]; apply say_outside_ends;
      [intros (iota & G & E); cbv beta in G; lazymatch type of G with _ /\ _ => destruct G as [_ G] | _ => idtac end;
        subst iota; exact (N j E) | destruct j; yes])
  end;
  specialize (W H); lra.
Ltac outside m :=
  let i := fresh "i" in let I := fresh "I" in let B := fresh "B" in let W := fresh "W" in let N := fresh "N" in
  suppose m; destruct m as (i & I & B); destruct (B 0 small_0) as [_ W]; about_W W;
  specialize (W sure (say (right_away false) _) 1 O (fun _ => Logic.I)); cbv beta zeta in W;
  specialize (W ltac:(apply say_levels));
  let H := fresh in
  lazymatch type of W with
  | ?A -> _ => assert (H : A) by (intros [|]; apply surely; try lra;
      [ apply say_outside_ends;
        [ let n := fresh in let G := fresh in let E := fresh in
          intros ([| n] & G & E); [exact (G eq_refl) |];
          apply (told_apart (a_jump O) (a_jump (S n)) (i O) (S n));
            [apply I | cbn in E; rewrite E; apply I | reflexivity | reflexivity]
        | exists true; apply within_0; reflexivity ]
      | apply say_ends; [exists 1%nat; split; [discriminate | reflexivity] | cbn [hits right_away]; apply within_0;
        reflexivity] ])
  end;
  specialize (W H); lra.

Ltac refute_RealForks_K_real m :=
  let go X far S tac := (specialize (m X (marked far) S 1 1%nat); cbv beta in m; tac m) in
  first [ fork_instances go m | specialize (m two_points twin forked 1 1%nat); at_limit m ].
Ltac refute_RealForks_K_real_larger m :=
  let go X far S tac := (specialize (m X fork (marked far) S (fun iota : fork => iota) fork_index 1 1%nat);
    cbv beta in m; tac m) in
  first
    [ fork_instances go m
    | specialize (m two_points fork twin forked (fun iota : fork => iota) fork_index 1 1%nat); cbv beta in m; at_limit m
    | specialize (m two_points nat a_jump limit_true one_is_limit never_found 1 1%nat); outside m ].
