(** * Refutations of mutants of J, K, W: the families of VacuityComputation.v, and coins *)

From Coq Require Import QArith Qabs List Lqa Lia PeanoNat.
From Barriers Require Import Algorithms Probability Tapes Computation Sharpness.
From Barriers Require Import TrustBarriers VacuityComputation.
From Mutants Require Import Verdicts.
Import ListNotations.
Open Scope Q_scope.

(** One output for both: right within 1 of all, if the metric is the discrete one. *)
Lemma within_1 (S : bool -> Prop) x : S true \/ S false -> accurate d 1 S x.
Proof.
  intros [H | H] e He; eexists; (split; [exact H |]); split; try lra; intros L; exfalso; lra.
Qed.
Lemma output_succeeds o (G : bool -> Prop) x : G x -> probability_at_least o G 1 (Output x).
Proof. intros H. apply (attains_at_least _ _ O). constructor 2; [exact H | lra]. Qed.

Lemma always_jump n x : success_at_least d (jump_information a_jump n) (jump_right n) 1 1 (Output x).
Proof. apply output_succeeds, within_1. destruct n; [left | right]; reflexivity. Qed.
Lemma always_jump_any (info : nat -> oracle) n x : success_at_least d (info n) (jump_right n) 1 1 (Output x).
Proof. apply output_succeeds, within_1. destruct n; [left | right]; reflexivity. Qed.
Lemma always_fork_any (info : fork -> oracle) iota x : success_at_least d (info iota) (fork_right iota) 1 1 (Output x).
Proof. apply output_succeeds, within_1. destruct iota as [| [|] n]; simpl; tauto. Qed.
Lemma coin_jump (info : nat -> oracle) n : success_at_least d (info n) (jump_right n) 0 (1 # 2) tossed.
Proof.
  apply (attains_at_least _ _ O), coin_succeeds. destruct n; [left | right]; apply discrete_accurate; reflexivity.
Qed.
Lemma coin_fork (info : fork -> oracle) iota : success_at_least d (info iota) (fork_right iota) 0 (1 # 2) tossed.
Proof.
  apply (attains_at_least _ _ O), coin_succeeds.
  destruct iota as [| [|] n]; [left | left | right]; apply discrete_accurate; exact I || reflexivity.
Qed.

(** Numbers: 1/2 is within 1/2 of 0 and of 1, so 2 alpha = kappa is not enough; a triangle with a negative radius is none. *)
Definition line_metric : metric Q.
Proof.
  refine {| near := fun x r y => Qabs (x - y) <= r |}.
  - intros x r y H. rewrite Qabs_Qminus. exact H.
  - intros x r y s z H G. setoid_replace (x - z) with (x - y + (y - z)) by ring.
    eapply Qle_trans; [apply Qabs_triangle | apply Qplus_le_compat; assumption].
Defined.

Definition jump_ends (n : nat) (x : Q) : Prop := x = match n with O => 0 | S _ => 1 end.
Definition fork_ends (iota : fork) (x : Q) : Prop :=
  match iota with Limit => x = 0 \/ x = 1 | Member One _ => x = 0 | Member Two _ => x = 1 end.

Lemma jump_ends_apart n : (1 <= n)%nat -> apart line_metric 1 (jump_ends n) (jump_ends O).
Proof. intros L s t r -> -> N. destruct n; [lia |]. exact N. Qed.
Lemma fork_ends_apart n n' : (1 <= n)%nat -> (1 <= n')%nat ->
  apart line_metric 1 (fork_ends (Member One n)) (fork_ends (Member Two n')).
Proof. intros _ _ s t r -> -> N. exact N. Qed.
Lemma half_within (S : Q -> Prop) : S 0 \/ S 1 -> accurate line_metric (1 # 2) S (1 # 2).
Proof.
  intros [H | H] e He; eexists; (split; [exact H |]); unfold near, line_metric; apply Qabs_Qle_condition; lra.
Qed.
Lemma half_jump o n : success_at_least line_metric o (jump_ends n) (1 # 2) 1 (Output (1 # 2)).
Proof. apply (attains_at_least _ _ O). constructor 2; [apply half_within | lra]. destruct n; [left | right]; reflexivity. Qed.
Lemma half_fork o iota : success_at_least line_metric o (fork_ends iota) (1 # 2) 1 (Output (1 # 2)).
Proof.
  apply (attains_at_least _ _ O). constructor 2; [apply half_within | lra].
  destruct iota as [| [|] n]; simpl; auto.
Qed.

(** All outputs solve all inputs, which nothing is apart from. *)
Definition all_right {A : Type} (_ : A) (x : bool) : Prop := True.
Lemma all_succeed o : success_at_least d o (fun _ : bool => True) 0 1 (Output true).
Proof. apply output_succeeds. apply discrete_accurate. exact I. Qed.

Ltac J_here m :=
  pose proof a_jump_close; pose proof a_jump_apart;
  specialize (m bool d a_jump jump_right 1); met m;
  let info := fresh in destruct m as (info & _ & m);
  pose proof (coin_jump info); pose proof (fun n => always_jump_any info n true);
  first
    [ specialize (m 0 tossed (1 # 2)); absurdity m
    | specialize (m 1 (Output true) 1); absurdity m ].

Ltac J_line m :=
  pose proof a_jump_close; pose proof jump_ends_apart;
  specialize (m Q line_metric a_jump jump_ends 1); met m;
  let info := fresh in destruct m as (info & _ & m);
  pose proof (fun n => half_jump (info n) n); specialize (m (1 # 2) (Output (1 # 2)) 1); absurdity m.
Ltac J_all m :=
  pose proof a_jump_close;
  specialize (m bool d a_jump all_right 1); met m;
  let info := fresh in destruct m as (info & _ & m);
  assert (forall n : nat, success_at_least d (info n) (all_right n) 0 1 (Output true)) by (intros; apply all_succeed);
  specialize (m 0 (Output true) 1); absurdity m.
Ltac old_J m := first [J_here m | J_line m | J_all m].

Ltac old_J_sum m :=
  pose proof a_jump_close; pose proof a_jump_apart;
  let at_ alpha t k n k' p q := (specialize (m bool d a_jump jump_right 1 alpha); met m; specialize (m t k n k' p q); absurdity m) in
  pose proof (tossed_jump 0); pose proof (tossed_jump 1);
  first [ at_ 0 tossed O 1%nat O (1 # 2) (1 # 2) ].

Ltac old_K m :=
  pose proof a_fork_close; pose proof a_fork_apart;
  specialize (m bool d a_fork fork_right 1 1%nat); met m;
  let info := fresh in let adm := fresh in destruct m as (info & adm & m);
  pose proof (coin_fork info); pose proof (fun iota => always_fork_any info iota true);
  let two := fresh in
  assert (two : forall iota, is_input 1 iota ->
    success_at_least d (info iota) (fork_right iota) 0 (2 # 3) (two_thirds true false (reader 0 1 true false 0)))
    by (let s := fresh in
        pose proof (K_sharp d a_fork fork_right 0 1 info true false 0 1 adm
          (fun n _ => discrete_accurate (fork_right (Member One n)) true eq_refl)
          (fun n _ => discrete_accurate (fork_right (Member Two n)) false eq_refl)
          (discrete_accurate (fork_right Limit) true I) (discrete_accurate (fork_right Limit) false I)
          (fun n _ => quarter_positive n) (fun n _ => quarter_positive n)) as s;
        destruct s as [_ s]; intros iota Hi; exact (proj1 (proj2 (s iota Hi))));
  pose proof (coin_halts (info Limit) true false);
  pose proof (tossed_reads_nothing (info (Member One 1)) O);
  assert (forall iota, is_input 1 iota -> success_at_least d (info iota) (fork_right iota) 0 (1 # 2) tossed) by (intros; auto);
  assert (forall iota, is_input 1 iota -> success_at_least d (info iota) (fork_right iota) 1 1 (Output true)) by (intros; auto);
  assert (forall i, success_at_least d (info (Member i 1)) (fork_right (Member i 1)) 0 (1 # 2) tossed) by (intros; auto);
  first
    [ specialize (m 0); met m; destruct m as (m & _ & _);
      specialize (m (two_thirds true false (reader 0 1 true false 0)) (2 # 3)); absurdity m
    | specialize (m 0); met m; destruct m as (_ & m & _); specialize (m tossed (1 # 2)); absurdity m
    | specialize (m 0); met m; destruct m as (_ & m & _);
      specialize (m (two_thirds true false (reader 0 1 true false 0)) (2 # 3)); absurdity m
    | specialize (m 0); met m; destruct m as (_ & _ & m); specialize (m O tossed (1 # 2)); absurdity m
    | specialize (m 1); met m; destruct m as (m & _ & _); specialize (m (Output true) 1); absurdity m ].

Ltac K_halting_here m :=
  pose proof a_fork_apart; pose proof (coin_fork (fork_information a_fork));
  assert (forall iota, is_input 1 iota -> success_at_least d (fork_information a_fork iota) (fork_right iota) 0 (1 # 2) tossed) by (intros; auto);
  assert (forall iota, is_input 1 iota -> success_at_least d (fork_information a_fork iota) (fork_right iota) 1 1 (Output true))
    by (intros; apply always_fork_any);
  pose proof (coin_halts (fork_information a_fork Limit) true false);
  assert (halts_almost_surely (fork_information a_fork Limit) (Output true)) by (apply output_succeeds; exact I);
  let two := fresh in
  assert (two : forall iota, is_input 1 iota -> success_at_least d (fork_information a_fork iota) (fork_right iota) 0 (2 # 3)
     (two_thirds true false (reader 0 1 true false 0)))
    by (let s := fresh in
        pose proof (K_sharp d a_fork fork_right 0 1 (fork_information a_fork) true false 0 1 (K_admissible a_fork 1 (le_n 1) a_fork_close)
          (fun n _ => discrete_accurate (fork_right (Member One n)) true eq_refl)
          (fun n _ => discrete_accurate (fork_right (Member Two n)) false eq_refl)
          (discrete_accurate (fork_right Limit) true I) (discrete_accurate (fork_right Limit) false I)
          (fun n _ => quarter_positive n) (fun n _ => quarter_positive n)) as s;
        destruct s as [_ s]; intros iota Hi; exact (proj1 (proj2 (s iota Hi))));
  let at_ alpha t b := (specialize (m bool d a_fork fork_right 1 alpha 1%nat); met m; specialize (m t b); absurdity m) in
  first [ at_ 0 tossed (1 # 2) | at_ 0 (two_thirds true false (reader 0 1 true false 0)) (2 # 3) | at_ 1 (Output true) 1
        | at_ 0 tossed 2 ].

Ltac fork_elsewhere m :=
  let at_ M D f S alpha x := (specialize (m M D f S 1 alpha 1%nat); met m; specialize (m (Output x) 1); absurdity m) in
  assert (halts_almost_surely (fork_information a_fork Limit) (Output true)) by (apply output_succeeds; exact I);
  assert (halts_almost_surely (fork_information a_fork Limit) (Output (1 # 2)))
    by (apply (attains_at_least _ _ O); constructor 2; [exact I | lra]);
  first
    [ pose proof fork_ends_apart;
      assert (forall iota, is_input 1 iota ->
        success_at_least line_metric (fork_information a_fork iota) (fork_ends iota) (1 # 2) 1 (Output (1 # 2)))
        by (intros; apply half_fork);
      at_ Q line_metric a_fork fork_ends (1 # 2) (1 # 2)
    | assert (forall iota : fork, is_input 1 iota ->
        success_at_least d (fork_information a_fork iota) (all_right iota) 0 1 (Output true)) by (intros; apply all_succeed);
      at_ bool d a_fork (@all_right fork) 0 true ].
Ltac old_K_fork_halting m := first [K_halting_here m | fork_elsewhere m].
Ltac old_K_fork m := first [K_halting_here m | fork_elsewhere m].

Ltac old_K_sum m :=
  pose proof a_fork_apart; pose proof (tossed_halts (fork_information a_fork Limit));
  pose proof (tossed_fork (Member One 1)); pose proof (tossed_fork (Member Two 1));
  let at_ alpha t k n k1 k2 h p q :=
    (specialize (m bool d a_fork fork_right 1 alpha 1%nat); met m; specialize (m t k n k1 k2 h p q); absurdity m) in
  at_ 0 tossed O 1%nat O O 1 (1 # 2) (1 # 2).

Ltac old_W_weak_fork m :=
  pose proof a_fork_apart;
  pose proof (tossed_reads_nothing (fork_information a_fork (Member One 1)) O);
  assert (forall i, success_at_least d (fork_information a_fork (Member i 1)) (fork_right (Member i 1)) 0 (1 # 2) tossed)
    by (intros; apply coin_fork);
  assert (forall i, success_at_least d (fork_information a_fork (Member i 1)) (fork_right (Member i 1)) 1 1 (Output true))
    by (intros; apply always_fork_any);
  assert (reads_to (fork_information a_fork (Member One 1)) O (Output true)) by apply reads_to_output;
  let at_ alpha t b := (specialize (m bool d a_fork fork_right 1 alpha 1%nat); met m; specialize (m t O b); absurdity m) in
  first [ at_ 0 tossed (1 # 2) | at_ 1 (Output true) 1 ].

Ltac old_W_sum m :=
  pose proof a_fork_apart; pose proof (tossed_reads_nothing (fork_information a_fork (Member One 1)) O);
  pose proof (tossed_fork (Member One 1)); pose proof (tossed_fork (Member Two 1));
  let at_ alpha t k n k1 k2 p q :=
    (specialize (m bool d a_fork fork_right 1 alpha 1%nat); met m; specialize (m t k n k1 k2 p q); absurdity m) in
  at_ 0 tossed O 1%nat O O (1 # 2) (1 # 2).
