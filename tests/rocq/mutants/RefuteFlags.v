(** * Refutations of mutants of X1 and X2: flags that are always raised, or never, or where one member alone is far *)

From Coq Require Import QArith Qabs List Lqa Lia PeanoNat.
From Barriers Require Import Algorithms Probability Tapes Computation Sharpness Flags.
From Barriers Require Import TrustBarriers VacuityComputation.
From Mutants Require Import Verdicts Facts RefuteComputation RefuteComputationForks.
Import ListNotations.
Open Scope Q_scope.

(** Answers [x], with the flag where evaluation 0 is small at level 2, or where it is not. *)
Definition raised_near {M : Type} (x : M) : algorithm (M * bool) := Read 0 2 (fun v => Output (x, Qle_bool v (1 # 8))).
Definition raised_far {M : Type} (x : M) : algorithm (M * bool) := Read 0 2 (fun v => Output (x, negb (Qle_bool v (1 #
  8)))).
Definition right_if_far : algorithm (bool * bool) := Read 0 2 (fun v => Output (negb (Qle_bool v (1 # 8)), true)).
(** The first member alone is solved by [false], or by nothing; or [false] solves it and nothing solves those after it.
  *)
Definition but_one := three_sets is_true is_false is_true.
Definition but_none := three_sets is_true nothing is_true.
Definition one_only := three_sets is_true is_false nothing.
Definition two_same := three_sets is_true is_true is_false.
Definition fork_one_only := fork_sets nothing (three_sets nothing is_true nothing) (each nothing).

(** ** X1 *)

Ltac refute_Flags_X1_jump m :=
  let at_ f S alpha t c b := (falsify m (bool ;; d ;; f ;; S ;; 1 ;; alpha ;; t ;; c ;; b ;; tt)) in
  first
    [ at_ a_jump jump_right 0 (Output true) (coin true false) (1 # 2)
    | falsify m (Q ;; line ;; a_jump ;; jump_ends ;; 1 ;; (1 # 2) ;; Output (1 # 2) ;; Output true ;; 1 ;; tt)
    | at_ (three 0 1 0) but_one 0 (Output true) reader_2 1 | at_ (three 0 1 0) but_none 0 (Output true) reader_2 1
    | at_ (three 0 1 0) one_only 0 (Output false) contrary 1
    | at_ a_jump (@all_right nat) 0 (Output true) (Output true) 1 | at_ a_jump jump_right 1 (Output true) (Output true)
      1
    | at_ a_jump jump_right 0 (@never bool) (Output false) 1 | at_ a_jump jump_right 0 (Output true) (coin true false)
      (1 # 2)
    | at_ a_jump jump_right 0 (Output true) (coin true false) 0 | at_ a_jump jump_right 0 (Output true) (Output true) 1
    | at_ a_jump jump_right 0 (Output true) (Output true) 5
    | falsify m (Q ;; line ;; a_jump ;; jump_ends ;; 1 ;; (1 # 2) ;; Output (1 # 2) ;; Output true ;; 1 ;; tt) ].
Ltac refute_Flags_X1_jump_above m :=
  let at_ f S alpha t c b rest := (falsify m (bool ;; d ;; f ;; S ;; 1 ;; alpha ;; t ;; c ;; b ;; rest)) in
  first
    [ at_ (three 0 1 0) but_one 0 (Output true) reader_2 1 tt | at_ (three 0 1 0) but_none 0 (Output true) reader_2 1 tt
    | at_ (three 0 1 0) one_only 0 (Output false) contrary 1 (1%nat ;; 1%nat ;; tt)
    | at_ (three 0 1 0) one_only 0 (Output false) contrary 1 tt
    | at_ a_jump (@all_right nat) 0 (Output true) (Output true) 1 tt | at_ a_jump jump_right 1 (Output true) (Output
      true) 1 tt
    | at_ a_jump jump_right 0 (@never bool) (Output false) 1 (tt ;; Last ;; tt) | at_ a_jump jump_right 0 (@never bool)
      (Output false) 1 tt
    | at_ a_jump jump_right 0 (Output true) (coin true false) (1 # 2) tt
    | at_ a_jump jump_right 0 (Output true) (Output true) 1 tt | at_ a_jump jump_right 0 (Output true) (Output true) 0
      tt
    | falsify m (Q ;; line ;; a_jump ;; jump_ends ;; 1 ;; (1 # 2) ;; Output (1 # 2) ;; Output true ;; 1 ;; tt) ].
Ltac refute_Flags_X1_fork m :=
  let at_ f S alpha t c b := (falsify m (bool ;; d ;; f ;; S ;; 1 ;; alpha ;; 1%nat ;; t ;; c ;; b ;; tt)) in
  first
    [ at_ (fork_three 0 1 0) first_alone 0 (Output true) reader_2 1
    | at_ (forks 0 zero (three 0 1 0)) (fork_sets is_true (each is_true) but_one) 0 (Output true) reader_2 1
    | at_ (fork_three 0 1 0) fork_one_only 0 (Output true) contrary 1
    | at_ a_fork all_forks 0 (Output true) (Output true) 1 | at_ a_fork fork_right 1 (Output true) (Output true) 1
    | at_ a_fork fork_right 0 (@never bool) (Output false) 1 | at_ a_fork fork_right 0 (Output true) (coin true false)
      (1 # 2)
    | at_ a_fork fork_right 0 (Output true) (coin true false) 0 | at_ a_fork fork_right 0 (Output true) (Output true) 1
    | at_ a_fork fork_right 0 (Output true) (Output true) 5
    | falsify m (Q ;; line ;; a_fork ;; fork_ends ;; 1 ;; (1 # 2) ;; 1%nat ;; Output (1 # 2) ;; Output true ;; 1 ;;
      tt) ].
Ltac refute_Flags_X1_fork_above m :=
  let at_ f S alpha t c b rest := (falsify m (bool ;; d ;; f ;; S ;; 1 ;; alpha ;; 1%nat ;; t ;; c ;; b ;; rest)) in
  first
    [ at_ (fork_three 0 1 0) first_alone 0 (Output true) reader_2 1 tt
    | at_ (forks 0 zero (three 0 1 0)) (fork_sets is_true (each is_true) but_one) 0 (Output true) reader_2 1 tt
    | at_ (fork_three 0 1 0) fork_one_only 0 (Output true) contrary 1 (1%nat ;; One ;; 1%nat ;; tt)
    | at_ a_fork all_forks 0 (Output true) (Output true) 1 tt | at_ a_fork fork_right 1 (Output true) (Output true) 1 tt
    | at_ a_fork fork_right 0 (@never bool) (Output false) 1 (O ;; tt)
    | at_ a_fork fork_right 0 (@never bool) (Output false) 1 (tt ;; One ;; Last ;; tt) | at_ a_fork fork_right 0 (@never
      bool) (Output false) 1 tt
    | at_ a_fork fork_right 0 (Output true) (coin true false) (1 # 2) tt
    | at_ a_fork fork_right 0 (Output true) (Output true) 1 tt
    | at_ a_fork fork_right 0 (Output true) (Output true) 0 tt
    | falsify m (Q ;; line ;; a_fork ;; fork_ends ;; 1 ;; (1 # 2) ;; 1%nat ;; Output (1 # 2) ;; Output true ;; 1 ;;
      tt) ].
Ltac refute_Flags_X1_sharp m :=
  first [ falsify m (bool ;; o0 ;; is_true ;; @never bool ;; false ;; tt) | falsify m (bool ;; o0 ;; is_true ;;
    Output true ;; true ;; tt)
        | falsify m (bool ;; o0 ;; is_true ;; Output true ;; false ;; tt) ].
Ltac refute_Flags_X1_flag m :=
  first
    [ falsify m (bool ;; o0 ;; is_true ;; coin true false ;; any_tape ;; tt)
    | falsify m (bool ;; o0 ;; is_true ;; Output true ;; any_tape ;; tt) | falsify m (bool ;; o0 ;; is_true ;;
      Output false ;; any_tape ;; tt)
    | falsify m (bool ;; o0 ;; is_true ;; Output true ;; any_tape ;; false ;; tt) ].

(** ** X2 *)

Ltac x2_jump at_ :=
  first
    [ at_ bool d (three 0 1 0) but_one 0 (raised_near true) 1 0 | at_ bool d (three 0 1 0) but_none 0 (raised_near true)
      1 0
    | at_ bool d (three 0 1 0) one_only 0 (raised_far false) 1 0
    | at_ bool d a_jump (@all_right nat) 0 (Output (true, true)) 1 0 | at_ bool d a_jump jump_right 1 (Output (true,
      true)) 1 0
    | at_ bool d a_jump jump_right 0 both_flagged 1 (1 # 2) | at_ bool d a_jump jump_right 0 both_flagged 1 1 | at_ bool
      d a_jump jump_right 0 (Output (true, true)) 1 0
    | at_ bool d a_jump jump_right 0 (Output (true, false)) 0 0 | at_ bool d a_jump jump_right 0 (Output (true, false))
      0 1
    | at_ bool d a_jump jump_right 0 (Output (true, false)) 5 0 | at_ bool d a_jump jump_right 0 both_flagged 1 0
    | at_ Q line a_jump jump_ends (1 # 2) (Output (1 # 2, true)) 1 0
    | at_ bool d a_jump jump_right 0 (Output (true, false)) (-1 # 1) 0 ].
Ltac refute_Flags_X2_jump m :=
  let at_ M D f S alpha t h c := (falsify m (M ;; D ;; f ;; S ;; 1 ;; alpha ;; t ;; h ;; c ;; tt)) in x2_jump at_.
Ltac refute_Flags_X2_jump_never m :=
  let at_ M D f S alpha t h c := (falsify m (M ;; D ;; f ;; S ;; 1 ;; alpha ;; t ;; tt)) in x2_jump at_.
Ltac refute_Flags_X2_jump_always m :=
  let at_ M D f S alpha t h c := (falsify m (M ;; D ;; f ;; S ;; 1 ;; alpha ;; t ;; c ;; tt)) in x2_jump at_.
Ltac refute_Flags_X2_jump_sum m :=
  let at_ f S alpha t k n h c0 c := (falsify m (bool ;; d ;; f ;; S ;; 1 ;; alpha ;; t ;; k ;; n ;; h ;; c0 ;; c ;;
    tt)) in
  first
    [ at_ a_jump two_same 0 (Output (true, true)) O 1%nat 1 0 0 | at_ a_jump but_one 0 (Output (true, true)) O 2%nat 1 0
      0
    | at_ a_jump but_none 0 (Output (true, true)) O 2%nat 1 0 0
    | at_ (three 0 1 0) jump_right 0 (raised_far true) 2%nat 2%nat 1 0 0
    | at_ (three 0 1 0) jump_right 0 (raised_near true) 2%nat 1%nat 1 0 0 | at_ (three 0 1 0) jump_right 0 right_if_far
      2%nat 2%nat 1 0 0
    | at_ a_jump (@all_right nat) 0 (Output (true, true)) O 1%nat 1 0 0 | at_ a_jump jump_right 1 (Output (true, true))
      O 1%nat 1 0 0
    | at_ a_jump jump_right 0 (Output (true, true)) O O 1 0 0 | at_ a_jump jump_right 0 (Output (true, true)) O 1%nat 1
      0 1
    | at_ a_jump jump_right 0 (Output (false, true)) O 1%nat 1 0 0
    | at_ a_jump jump_right 0 (Output (true, true)) O 1%nat 1 0 0 | at_ a_jump jump_right 0 (Output (false, true)) O
      1%nat 1 1 0
    | at_ a_jump jump_right 0 (Output (true, false)) O 1%nat 0 0 0 | at_ a_jump jump_right 0 (Output (true, false)) O
      1%nat 0 1 1
    | at_ a_jump jump_right 0 (Output (true, false)) O 1%nat 5 0 0
    | falsify m (Q ;; line ;; a_jump ;; jump_ends ;; 1 ;; (1 # 2) ;; Output (1 # 2, true) ;; O ;; 1%nat ;; 1 ;; 0 ;;
      0 ;; tt) ].

Ltac x2_fork at_ :=
  first
    [ at_ bool d (fork_three 0 1 0) first_alone 0 (raised_near true) 1 0
    | at_ bool d (forks 0 zero (three 0 1 0)) (fork_sets is_true (each is_true) but_one) 0 (raised_near true) 1 0
    | at_ bool d (fork_three 0 1 1) fork_right 0 (raised_near true) 1 0
    | at_ bool d a_fork all_forks 0 (Output (true, true)) 1 0 | at_ bool d a_fork fork_right 1 (Output (true, true)) 1 0
    | at_ bool d a_fork fork_right 0 both_flagged 1 (1 # 2) | at_ bool d a_fork fork_right 0 both_flagged 1 1 | at_ bool
      d a_fork fork_right 0 (Output (true, true)) 1 0
    | at_ bool d a_fork fork_right 0 (Output (true, false)) 0 0 | at_ bool d a_fork fork_right 0 (Output (true, false))
      0 1
    | at_ bool d a_fork fork_right 0 (Output (true, false)) 5 0 | at_ bool d a_fork fork_right 0 both_flagged 1 0
    | at_ Q line a_fork fork_ends (1 # 2) (Output (1 # 2, true)) 1 0
    | at_ bool d a_fork fork_right 0 (Output (true, false)) (-1 # 1) 0 ].
Ltac refute_Flags_X2_fork m :=
  let at_ M D f S alpha t h c := (falsify m (M ;; D ;; f ;; S ;; 1 ;; alpha ;; 1%nat ;; t ;; h ;; c ;;
    tt)) in x2_fork at_.
Ltac refute_Flags_X2_fork_never m :=
  let at_ M D f S alpha t h c := (falsify m (M ;; D ;; f ;; S ;; 1 ;; alpha ;; 1%nat ;; t ;; tt)) in x2_fork at_.
Ltac refute_Flags_X2_fork_always m :=
  let at_ M D f S alpha t h c := (falsify m (M ;; D ;; f ;; S ;; 1 ;; alpha ;; 1%nat ;; t ;; c ;; tt)) in x2_fork at_.
Ltac refute_Flags_X2_fork_sum m :=
  let at_ f S alpha t k n h c0 c := (falsify m (bool ;; d ;; f ;; S ;; 1 ;; alpha ;; 1%nat ;; t ;; k ;; n ;; h ;; c0 ;;
    c ;; tt)) in
  let yes S n := (at_ a_fork S 0 (Output (true, true)) O n 1 0 0) in
  first
    [ yes same_first 1%nat | yes same_first' 1%nat | yes same_later 2%nat | yes same_later' 2%nat | yes same_zero O
    | yes all_forks 1%nat | yes fork_right 1%nat | at_ a_fork fork_right 1 (Output (true, true)) O 1%nat 1 0 0
    | at_ a_fork fork_right 0 (Output (false, true)) O 1%nat 1 0 0
    | at_ (fork_three 0 1 1) fork_right 0 (raised_near true) 2%nat 1%nat 1 0 0
    | at_ a_fork fork_right 0 (Output (true, true)) O 1%nat 1 0 1 | at_ a_fork fork_right 0 (Output (false, true)) O
      1%nat 1 1 0
    | at_ a_fork fork_right 0 (Output (true, false)) O 1%nat 0 0 0 | at_ a_fork fork_right 0 (Output (true, false)) O
      1%nat 0 1 1
    | at_ a_fork fork_right 0 (Output (true, false)) O 1%nat 5 0 0
    | falsify m (Q ;; line ;; a_fork ;; fork_ends ;; 1 ;; (1 # 2) ;; 1%nat ;; Output (1 # 2, true) ;; O ;; 1%nat ;;
      1 ;; 0 ;; 0 ;; tt) ].
Ltac refute_Flags_X2_sharp m :=
  first [ falsify m (bool ;; o0 ;; is_true ;; true ;; false ;; tt) | falsify m (bool ;; o0 ;; is_true ;; false ;;
    true ;; tt)
        | falsify m (bool ;; o0 ;; nothing ;; true ;; false ;; tt) | falsify m (bool ;; o0 ;; is_false ;; true ;;
          false ;; tt) ].
