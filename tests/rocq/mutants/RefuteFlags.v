(** * Refutations of mutants of X1 and X2: a coin between both outputs, with a flag that is always raised, or never *)

From Coq Require Import QArith Qabs List Lqa Lia PeanoNat.
From Barriers Require Import Algorithms Probability Tapes Computation Sharpness Flags.
From Barriers Require Import TrustBarriers VacuityComputation.
From Mutants Require Import Verdicts.
Import ListNotations.
Open Scope Q_scope.

(** What is known of the families. *)
Ltac jump_facts :=
  pose proof a_jump_apart;
  assert (probability_at_least (jump_information a_jump 0) raised 1 both_flagged)
    by exact (attains_at_least _ _ _ _ _ (both_raised _));
  assert (attains (jump_information a_jump 0) raised O both_flagged 1) by exact (both_raised _);
  assert (forall n : nat, probability_at_most (jump_information a_jump n) (jump_false d jump_right 0 n) (1 # 2) both_flagged)
    by exact (fun n => both_falsely _ _ (jump_one n));
  assert (probability_at_most (jump_information a_jump 0) (jump_false d jump_right 0 0) (1 # 2) both_flagged)
    by exact (both_falsely _ _ (jump_one 0));
  assert (probability_at_most (jump_information a_jump 1) (jump_false d jump_right 0 1) (1 # 2) both_flagged)
    by exact (both_falsely _ _ (jump_one 1));
  assert (forall n : nat, probability_at_most (jump_information a_jump n) (jump_false d jump_right 0 n) 0 (Output (true, false)))
    by exact (fun n => never_falsely _ _ true);
  assert (probability_at_least (jump_information a_jump 0) raised 0 (Output (true, false))) by exact (nothing_attained _ _ _);
  assert (probability_at_least (jump_information a_jump 0) raised (-1 # 1) (Output (true, false)))
    by (let e := fresh in let p := fresh in intros e p; exists O; constructor 1; lra).

Ltac fork_facts :=
  pose proof a_fork_apart;
  assert (probability_at_least (fork_information a_fork Limit) raised 1 both_flagged)
    by exact (attains_at_least _ _ _ _ _ (both_raised _));
  assert (attains (fork_information a_fork Limit) raised O both_flagged 1) by exact (both_raised _);
  assert (forall (i : branch) (n : nat), (1 <= n)%nat ->
    probability_at_most (fork_information a_fork (Member i n)) (fork_false d fork_right 0 (Member i n)) (1 # 2) both_flagged)
    by exact (fun i n _ => both_falsely _ _ (fork_one (Member i n)));
  assert (probability_at_most (fork_information a_fork (Member One 1)) (fork_false d fork_right 0 (Member One 1)) (1 # 2) both_flagged)
    by exact (both_falsely _ _ (fork_one (Member One 1)));
  assert (probability_at_most (fork_information a_fork (Member Two 1)) (fork_false d fork_right 0 (Member Two 1)) (1 # 2) both_flagged)
    by exact (both_falsely _ _ (fork_one (Member Two 1)));
  assert (forall (i : branch) (n : nat), (1 <= n)%nat ->
    probability_at_most (fork_information a_fork (Member i n)) (fork_false d fork_right 0 (Member i n)) 0 (Output (true, false)))
    by exact (fun i n _ => never_falsely _ _ true).

Ltac refute_Flags_X2_jump m :=
  jump_facts;
  let at_ t h c := (specialize (m bool d a_jump jump_right 1 0); met m; specialize (m t h c); absurdity m) in
  first [ at_ both_flagged 1 (1 # 2) | at_ both_flagged 5 (1 # 2) | at_ both_flagged 1 0
        | at_ (Output (true, false)) (-1 # 1) 0 ].
Ltac refute_Flags_X2_jump_sum m :=
  jump_facts;
  let at_ t h c0 c := (specialize (m bool d a_jump jump_right 1 0); met m; specialize (m t O 1%nat h c0 c); absurdity m) in
  first [ at_ both_flagged 1 (1 # 2) (1 # 2) | at_ both_flagged 5 (1 # 2) (1 # 2) | at_ both_flagged 1 0 (1 # 2)
        | at_ both_flagged 1 (1 # 2) 0 ].
Ltac refute_Flags_X2_jump_always m :=
  jump_facts;
  let at_ t c := (specialize (m bool d a_jump jump_right 1 0); met m; specialize (m t c); absurdity m) in
  first [ at_ both_flagged (1 # 2) | at_ (Output (true, false)) 0 | at_ both_flagged 0 ].
Ltac refute_Flags_X2_fork m :=
  fork_facts;
  let at_ t h c := (specialize (m bool d a_fork fork_right 1 0 1%nat); met m; specialize (m t h c); absurdity m) in
  first [ at_ both_flagged 1 (1 # 2) | at_ both_flagged 5 (1 # 2) | at_ both_flagged 1 0 ].
Ltac refute_Flags_X2_fork_sum m :=
  fork_facts;
  let at_ t h c0 c := (specialize (m bool d a_fork fork_right 1 0 1%nat); met m; specialize (m t O 1%nat h c0 c); absurdity m) in
  first [ at_ both_flagged 1 (1 # 2) (1 # 2) | at_ both_flagged 5 (1 # 2) (1 # 2) | at_ both_flagged 1 0 (1 # 2)
        | at_ both_flagged 1 (1 # 2) 0 ].
Ltac refute_Flags_X2_fork_always m :=
  fork_facts;
  let at_ t c := (specialize (m bool d a_fork fork_right 1 0 1%nat); met m; specialize (m t c); absurdity m) in
  first [ at_ both_flagged (1 # 2) | at_ (Output (true, false)) 0 | at_ both_flagged 0 ].

(** X1: of an algorithm that is right on the limit a coin says so with probability 1/2. *)
Ltac refute_Flags_X1_jump m :=
  pose proof a_jump_apart;
  assert (jump_flag d a_jump jump_right 0 (Output true) 0 true \/ often (fun n : nat => jump_flag d a_jump jump_right 0 (Output true) n true))
    by exact (or_introl (success _ _ true (discrete_accurate (jump_right O) true eq_refl)));
  assert (forall n : nat, probability_at_least (jump_information a_jump n) (jump_flag d a_jump jump_right 0 (Output true) n) (1 # 2) (coin true false))
    by exact (fun n => coin_says _ _ _ _ (jump_flags_known n));
  let at_ c b := (specialize (m bool d a_jump jump_right 1 0); met m; specialize (m (Output true) c b); absurdity m) in
  first [ at_ (coin true false) (1 # 2) | at_ (coin true false) 5 ].
Ltac refute_Flags_X1_fork m :=
  pose proof a_fork_apart;
  assert (fork_flag d a_fork fork_right 0 (Output true) Limit true \/
     often (fun n : nat => exists i : branch, fork_flag d a_fork fork_right 0 (Output true) (Member i n) true))
    by exact (or_introl (success _ _ true (discrete_accurate (fork_right Limit) true I)));
  assert (forall iota : fork, is_input 1 iota ->
     probability_at_least (fork_information a_fork iota) (fork_flag d a_fork fork_right 0 (Output true) iota) (1 # 2) (coin true false))
    by exact (fun iota _ => coin_says _ _ _ _ (fork_flags_known iota));
  let at_ c b := (specialize (m bool d a_fork fork_right 1 0 1%nat); met m; specialize (m (Output true) c b); absurdity m) in
  first [ at_ (coin true false) (1 # 2) | at_ (coin true false) 5 ].
