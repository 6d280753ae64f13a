(** * Mutants of the sharpness of K over fields: those over Q, with the rational numbers as a field *)

From Coq Require Import QArith Qabs List Lqa Lia PeanoNat.
From Barriers Require Import OrderedFields Archimedean Algorithms Computation GeneralFields TrustBarriers.
From Barriers Require Import VacuityComputation VacuityFields.
From Barriers Require Sharpness SharpnessFields VacuityOptimisation.
From Mutants Require Import Verdicts Facts RefuteComputation RefuteComputationForks RefuteSharpness.
Import ListNotations.
Open Scope Q_scope.

Notation KQ := Q_archimedean.

(** Answers are the same in the words of both. *)
Lemma answers_admissible (f : nat -> KQ) o : answers_about f o <-> admissible f o.
Proof.
  assert (E : forall k n, (fabs (of_Q (o k n) - f k) <= of_Q (power (1 # 2) n))%F <->
    Qabs (o k n - f k) <= power (1 # 2) n).
  { intros k n. pose proof (of_Q_self (o k n)) as A. pose proof (of_Q_self (power (1 # 2) n)) as B.
    split; intros H.
    - apply abs_le_condition in H. apply Qabs_Qle_condition. in_Q. lra.
    - apply Qabs_Qle_condition in H. apply abs_le_condition. in_Q. lra. }
  split; intros H k n; destruct (H k n) as [D L]; (split; [exact D | apply E, L]).
Qed.
Lemma nearest_about f iota : answers_about (f iota : nat -> KQ) (nearest_information f iota).
Proof. apply answers_admissible. exact (nearest_admissible (f iota)). Qed.
Lemma fork_known iota : is_input 1 iota -> answers_about (a_fork iota : nat -> KQ) (fork_information a_fork iota).
Proof. intros H. apply answers_admissible. exact (K_admissible a_fork 1 (le_n 1) a_fork_close iota H). Qed.

Lemma zero_known a b : answers_about (pairs (0, 0) a b Limit : nat -> KQ) o0.
Proof.
  apply answers_admissible. intros k n. split; [exists 0%Z; reflexivity |].
  assert (E : o0 k n - pairs (0, 0) a b Limit k == 0) by (destruct k; reflexivity). rewrite E.
  apply Qlt_le_weak, power_positive. reflexivity.
Qed.

(** The words of the field, in those of Q. *)
Ltac rational_words m :=
  change (within_of two_points) with (accurate d) in m;
  change (@flt KQ) with Qlt in m; change (@fleq KQ) with Qle in m; change (@feq KQ) with Qeq in m;
  change (@fzero KQ) with (0 : Q) in m.
Ltac K_fields_met :=
  lazymatch goal with
  | |- context [nearest_information] => first [known | intros; apply nearest_about | exists Limit; intros;
    apply nearest_about]
  | |- context [fork_information] => first [known | exact fork_known | exists Limit; intros _; apply fork_known;
    exact I]
  | |- context [answers_about] => first [known | exists Limit; intros _; apply zero_known]
  | |- _ => first [known | exact (fun n _ => quarter_positive n) | sat | exists O; intros; lia]
  end.

Ltac refute_SharpnessFields_K_fields_sharp m :=
  let at_ f S info := (specialize (m KQ bool two_points f S 0 1%nat info true false 0%nat 1%nat);
    rational_words m; met_by ltac:(fun _ => solve [K_fields_met]) m; cbv zeta in m; destruct m as [_ m]) in
  let near f S := (at_ f S (nearest_information f)) in
  let m1 := fresh "m" in let m2 := fresh "m" in let m3 := fresh "m" in
  let member iota := (specialize (m iota); met m; destruct m as (m1 & m2 & m3)) in
  let regular := constr:(pairs (0, 0) (all (1, 0)) (all (0, 1))) in
  (* that two sets without common points would be reached, by the theorems on one of them; with all parameters, as Rocq
     is slow to find them *)
  let told := first [left; split; reflexivity | right; split; reflexivity] in
  let wrong iota f s := (member iota; met m3;
    refine (asked_wrongly (f iota) (nearest_information f iota) (first_right iota) s (nearest_admissible _) _ _ m3);
    [told | intros ? ->; reflexivity]) in
  let limit f S s := (near f S; member Limit;
    refine (thirds_wrong (f Limit) (nearest_information f Limit) (S Limit) s (nearest_admissible _) _ _ m2);
    [told | intros ? ->; reflexivity]) in
  first
    [ near regular first_right;
      first
        [ member (Member One 1); first [ contradicted m1 | met m3; destruct (m3 (1 # 8) eq_refl) as [? m'];
          apply attains_le_one in m'; lra ]
        | member Limit; try specialize (m3 eq_refl); apply asked_in_vain in m3; [exact m3 | reflexivity] ]
    | lazymatch type of m with context [2 # 3] => fail | _ => idtac end;
      at_ a_fork fork_right (fork_information a_fork);
      first
        [ assert (C : 1 <= 2 # 3) by exact (thirds_bound _ 1 eq_refl (fun iota i => proj1 (proj2 (m iota i)))); lra
        | assert (C : (3 # 3) <= 2 # 3) by exact (thirds_bound _ (3 # 3) eq_refl (fun iota i => proj1 (proj2 (m iota
          i)))); lra
        | assert (C : (2 # 2) <= 2 # 3) by exact (thirds_bound _ (2 # 2) eq_refl (fun iota i => proj1 (proj2 (m iota
          i)))); lra ]
    | at_ regular first_right (fun _ : fork => o0); member (Member One 1); met m3; apply asked_in_vain in m3;
      [exact m3 | reflexivity]
    | limit (pairs (0, 1) (all (1, 0)) (all (0, 1))) (fork_sets is_true (each is_true) (each is_false)) false
    | limit (pairs (1, 0) (all (1, 0)) (all (0, 1))) (fork_sets is_false (each is_true) (each is_false)) true
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
      apply asked_in_vain in m3; [exact m3 | reflexivity] ].
