(** * What is known of algorithms at concrete data, by going through them, and how a mutant about them is contradicted

    [sat] proves what a theorem on algorithms assumes, at given families, metrics and algorithms: the numbers 0, 1, 2, 3
    and the rest, the two branches, the finitely many coins.  [falsify m vs] gives the mutant [m] one value of [vs] for
    each variable that it is about, shows what it assumes, and contradicts what is left. *)

From Coq Require Import QArith Qabs List Lqa Lia PeanoNat.
From Barriers Require Import Algorithms Probability Tapes Computation Sharpness Flags.
From Barriers Require Import TrustBarriers VacuityComputation.
From Mutants Require Import Verdicts.
Import ListNotations.
Open Scope Q_scope.

(** The distance of numbers. *)
Definition line : metric Q.
Proof.
  refine {| near := fun x r y => Qabs (x - y) <= r |}.
  - intros x r y H. rewrite Qabs_Qminus. exact H.
  - intros x r y s z H G. setoid_replace (x - z) with (x - y + (y - z)) by ring.
    eapply Qle_trans; [apply Qabs_triangle | apply Qplus_le_compat; assumption].
Defined.

(** ** What is assumed *)

Ltac numbers := first [ assumption | lia | lra | discriminate | reflexivity | exact I
                      | vm_compute; first [reflexivity | discriminate | lia | intuition congruence] ].

(** Up to three cases of each number. *)
Ltac in_cases depth tac :=
  first
    [ solve [tac]
    | match goal with
      | i : branch |- _ => destruct i; in_cases depth tac
      | iota : fork |- _ => destruct iota; in_cases depth tac
      | b : bool |- _ => destruct b; in_cases depth tac
      end
    | lazymatch depth with
      | O => fail
      | S ?less => match goal with n : nat |- _ => destruct n as [| n]; in_cases less tac end
      end ].

Ltac nears :=
  first [ cbn; split; [lra | intros; first [reflexivity | exfalso; lra | congruence]]
        | apply (proj2 (Qabs_Qle_condition _ _)); cbn; lra ].
Ltac solves := cbn; first [reflexivity | exact I | left; reflexivity | right; reflexivity | tauto | congruence |
  numbers].

(** [dist(x, S) <= alpha]: a point of [S] is shown. *)
Ltac accurately :=
  let e := fresh in let p := fresh in
  intros e p;
  let at_ x := (exists x; split; [solves | nears]) in
  first [at_ true | at_ false | at_ 0 | at_ 1 | at_ (1 # 2) | at_ 2].

(** [dist(x, S) > alpha], in the discrete metric: no point of [S] is as near. *)
Ltac inaccurate A :=
  let s := fresh in let i := fresh in let j := fresh in let k := fresh in
  destruct (A (1 # 8) eq_refl) as (s & i & j); hnf in i; cbn in i, j;
  first [ contradiction
        | destruct j as [j k]; try specialize (k ltac:(lra)); subst; first [discriminate | contradiction | congruence |
          lra]
        | apply Qabs_Qle_condition in j; subst; cbn in j; lra ].

Ltac separate :=
  let s := fresh in let t := fresh in let r := fresh in let i := fresh in let j := fresh in let N := fresh in
  intros s t r i j N; hnf in i, j; cbn in i, j;
  first [ contradiction
        | subst; exact N
        | destruct N as [N E]; first [lra | apply Qnot_lt_le; let l := fresh in intros l; specialize (E ltac:(lra));
          subst;
                                 first [discriminate | contradiction | congruence] ]
        | subst; cbn in N; exact N
        | subst; apply Qabs_Qle_condition in N; cbn in N; lra ].

(** What is read is computed by the virtual machine alone: conversion takes seconds for it. *)
Lemma output_is {M} (x y : M) o G m p : x = y -> attains o G m (Output y) p -> attains o G m (Output x) p.
Proof. intros ->. trivial. Qed.
Lemma output_was {M} (x y : M) o G m p : x = y -> attains o G m (Output x) p -> attains o G m (Output y) p.
Proof. intros ->. trivial. Qed.

Ltac value x := lazymatch x with true => idtac | false => idtac | (_, true) => idtac | (_, false) => idtac end.
Ltac read :=
  lazymatch goal with
  | |- attains ?o ?G ?m ?t ?p =>
      let t' := eval hnf in t in
      lazymatch t' with
      | Output ?x =>
          let x' := eval vm_compute in x in
          value x'; change (attains o G m t' p); apply (output_is x x'); [vm_compute; reflexivity |]
      | _ => change (attains o G m t' p)
      end
  end.

(** An algorithm that tosses finitely often reaches what it reaches, and no more; of a flag, [event] says which it is.
  *)
Ltac event :=
  cbn [fst snd];
  lazymatch goal with
  | |- jump_flag _ _ _ _ _ _ _ => unfold jump_flag; event
  | |- fork_flag _ _ _ _ _ _ _ => unfold fork_flag; event
  | |- flag _ _ _ true => first [known | exists O; reaches | exists 9%nat; reaches]
  | |- flag _ _ _ false => first [known | let m := fresh in let A := fresh in intros [m A]; bounded A; lra]
  | |- _ =>
      first
        [ known | exact I | reflexivity | accurately
        | split; [exact eq_refl | let A := fresh in intros A; inaccurate A]
        | solve [solves] ]
  end
with reached :=
  lazymatch goal with
  | |- attains _ _ _ (Output _) _ => first [ constructor 2; [solve [event] | apply Qle_refl] | constructor 1;
    apply Qle_refl ]
  | |- attains _ _ _ (Flip _ _) _ => eapply attains_flip; [reached | reached | apply Qle_refl]
  | |- attains _ _ _ (Read _ _ _) _ => constructor 4; [lia | read; reached]
  | |- attains _ _ _ never _ => constructor 1; apply Qle_refl
  | |- attains _ _ _ (coin _ _) _ => unfold coin; reached
  | |- attains _ _ _ ?t _ =>
      let t' := eval hnf in t in
      lazymatch t' with
      | Output _ => change t with t'; reached
      | Flip (Output _) _ => change t with t'; reached
      | Read _ _ _ => change t with t'; reached
      end
  end
with reaches := eapply attains_less; [reached | first [lra | vm_compute; discriminate]]
with no_event A :=
  cbn [fst snd] in A;
  lazymatch type of A with
  | jump_flag _ _ _ _ _ _ _ => unfold jump_flag in A; no_event A
  | fork_flag _ _ _ _ _ _ _ => unfold fork_flag in A; no_event A
  | flag _ _ _ true => let m := fresh in destruct A as [m A]; bounded A; lra
  | flag _ _ _ false => apply A; first [exists O; reaches | exists 9%nat; reaches]
  | _ =>
      first
        [ contradiction | discriminate A | inaccurate A
        | let a := fresh in let b := fresh in destruct A as [a b]; first [discriminate a | inaccurate a | apply b;
          solve [event]] ]
  end
with bounded A :=
  lazymatch type of A with
  | attains _ _ _ never _ => apply never_attains in A
  | attains _ _ _ (Output _) _ =>
      let B := fresh in pose proof (attains_le_one _ _ _ _ _ A) as B;
      apply attains_output_inv in A; destruct A as [A | A]; [| try (exfalso; solve [no_event A])]
  | attains _ _ _ (Flip _ _) _ =>
      let B := fresh in let C := fresh in let D := fresh in
      apply attains_flip_inv in A as (? & ? & B & C & D); bounded B; bounded C
  | attains ?o ?G ?m ?t ?p =>
      let t' := eval hnf in t in
      lazymatch t' with
      | Read _ _ _ =>
          change (attains o G m t' p) in A; apply attains_read_inv in A;
          lazymatch type of A with
          | attains ?o ?G ?m ?u ?p =>
              let u' := eval hnf in u in
              lazymatch u' with
              | Output ?x =>
                  let x' := eval vm_compute in x in
                  value x'; change (attains o G m u' p) in A; apply (output_was x x') in A; [| vm_compute; reflexivity]
              | _ => idtac
              end
          end; bounded A
      | _ => change (attains o G m t' p) in A; bounded A
      end
  end.

Ltac at_level := first [exists O; reaches | exists 9%nat; reaches].
Ltac goal_here :=
  lazymatch goal with
  | |- apart _ _ _ _ => separate
  | |- accurate _ _ _ _ => accurately
  | |- success_at_least _ _ _ _ _ _ => let e := fresh in let p := fresh in intros e p; at_level
  | |- probability_at_least _ _ _ _ => let e := fresh in let p := fresh in intros e p; at_level
  | |- halts_almost_surely _ _ => let e := fresh in let p := fresh in intros e p; at_level
  | |- probability_at_most _ _ _ _ => let m := fresh in let p := fresh in let A := fresh in intros m p A; bounded A; lra
  | |- attains _ _ _ _ _ => reaches
  | |- reads_to _ _ _ => repeat first [apply reads_to_output | apply reads_to_flip | apply reads_to_read; [lia | cbn]]
  | |- jump_flag _ _ _ _ _ _ _ => unfold jump_flag; goal_here
  | |- fork_flag _ _ _ _ _ _ _ => unfold fork_flag; goal_here
  | |- flag _ _ _ true => at_level
  | |- flag _ _ _ false => let m := fresh in let A := fresh in intros [m A]; bounded A; lra
  | |- deterministic _ => apply deterministic_output
  | |- gives _ _ _ _ => first [apply gives_output; reflexivity | apply gives_flip; cbn; apply gives_output; reflexivity]
  | |- Qabs ?x <= power ?q ?n =>
      first [ vm_compute; discriminate
            | let b := fresh in let P := fresh in let E := fresh in
              assert (P : 0 < power q n) by (apply power_positive; lra);
              remember (power q n) as b eqn:E; clear E;
              let y := eval vm_compute in x in change (Qabs y <= b); apply (proj2 (Qabs_Qle_condition _ _)); lra ]
  | |- Qabs _ <= _ => first [vm_compute; discriminate | apply (proj2 (Qabs_Qle_condition _ _)); cbn; lra]
  | |- In _ _ => cbn; tauto
  | |- dyadic _ _ => exists 0%Z; reflexivity
  | |- _ => first [numbers | solves]
  end.

(** Lemmas of further algorithms. *)
Create HintDb readers.
#[global] Hint Resolve a_jump_close a_fork_close : readers.
#[global] Hint Extern 1 (_ <= _)%nat => lia : readers.
#[global] Hint Extern 1 (is_input _ _) => cbn; lia : readers.

Ltac no_input := match goal with h : is_input _ _ |- _ => exfalso; cbn in h; lia end.

Ltac sat :=
  first
    [ known
    | lazymatch goal with
      | |- success_at_least _ _ _ _ _ _ => solve [eauto 3 with readers nocore]
      | |- Qabs _ <= _ => solve [eauto 3 with readers nocore]
      end
    | lazymatch goal with
      | |- _ /\ _ => split; sat
      | |- _ <-> _ => split; sat
      | |- _ \/ _ => first [left; solve [sat] | right; solve [sat]]
      | |- ex (A := nat) _ => first [exists 0%nat; solve [sat] | exists 1%nat; solve [sat] | exists 2%nat; solve [sat]]
      | |- ex (A := branch) _ => first [exists One; solve [sat] | exists Two; solve [sat]]
      | |- ex (A := fork) _ => first [exists Limit; solve [sat] | exists (Member One 1);
        solve [sat] | exists (Member Two 1); solve [sat] | exists (Member One 0); solve [sat]]
      | |- ex (A := Q) _ => first [exists 0; solve [sat] | exists 1; solve [sat]]
      | |- ex (A := bool) _ => first [exists true; solve [sat] | exists false; solve [sat]]
      | |- often _ => let N := fresh in intros N; exists (S N); split; [lia | sat]
      | |- ~ apart _ _ _ _ => fail
      | |- In _ _ -> _ => let h := fresh in intros h; cbn in h; intuition (try congruence; subst; try lia);
                           repeat match goal with h : (_, _, _) = (_, _, _) |- _ => injection h; clear h; intros;
                             subst end; lia
      | |- apart _ _ _ _ => in_cases 3%nat ltac:(first [exfalso; lia | goal_here])
      | |- accurate _ _ _ _ => in_cases 3%nat ltac:(first [exfalso; lia | goal_here])
      | |- is_input _ _ => cbn; lia
      | |- probability_at_least _ _ _ _ => in_cases 3%nat ltac:(first [known | exfalso; lia | no_input | goal_here])
      | |- success_at_least _ _ _ _ _ _ => in_cases 3%nat ltac:(first [known | exfalso; lia | no_input | goal_here])
      | |- jump_flag _ _ _ _ _ _ _ => unfold jump_flag; sat
      | |- fork_flag _ _ _ _ _ _ _ => unfold fork_flag; sat
      | |- flag _ _ _ _ => in_cases 3%nat ltac:(first [known | exfalso; lia | no_input | goal_here])
      | |- probability_at_most _ _ _ _ => in_cases 3%nat ltac:(first [known | exfalso; lia | no_input | goal_here])
      | |- ?A -> False => let h := fresh in intros h; solve [contradict h; vm_compute;
        congruence | in_cases 3%nat ltac:(first [lia | lra | congruence | discriminate])]
      | |- forall _, _ => intro; sat
      | |- _ => in_cases 3%nat ltac:(first [exfalso; lia | exfalso; cbn in *; lia | goal_here])
      end ].

(** ** What a mutant says is contradicted *)

Notation "a ;; b" := (pair a b) (at level 98, right associativity).
Inductive last := Last.

Ltac contradicted m :=
  let T := type of m in
  lazymatch T with
  | False => contradiction
  | Empty_set => destruct m
  | probability_at_most ?o ?G _ ?t =>
      let A := fresh in eassert (A : attains o G 9%nat t _) by reached; apply m in A; lra
  | probability_at_least _ _ _ _ => let A := fresh in destruct (m (1 # 8) eq_refl) as [? A]; bounded A; lra
  | success_at_least _ _ _ _ _ _ => let A := fresh in destruct (m (1 # 8) eq_refl) as [? A]; bounded A; lra
  | halts_almost_surely _ _ => let A := fresh in destruct (m (1 # 8) eq_refl) as [? A]; bounded A; lra
  | attains _ _ _ _ _ => bounded m; lra
  | jump_flag _ _ _ _ _ _ _ => unfold jump_flag in m; contradicted m
  | fork_flag _ _ _ _ _ _ _ => unfold fork_flag in m; contradicted m
  | flag _ _ _ true => let A := fresh in destruct m as [? A]; bounded A; lra
  | flag _ _ _ false => apply m; first [exists O; reaches | exists 9%nat; reaches]
  | admissible _ _ =>
      let at_ k l := (let a := fresh in destruct (m k l) as [_ a]; vm_compute in a; apply a; reflexivity) in
      first [at_ 0%nat 0%nat | at_ 0%nat 1%nat | at_ 1%nat 0%nat | at_ 0%nat 2%nat]
  | accurate _ _ _ _ => inaccurate m
  | _ => first [ lra | absurd_by_computing m | discriminate m | congruence | solve [apply m; sat] ]
  end.

Ltac falsify m vs :=
  let T := type of m in
  lazymatch T with
  | let _ := _ in _ => cbv zeta in m; falsify m vs
  | _ /\ _ =>
      let a := fresh in let b := fresh in destruct m as [a b];
      first [falsify b vs | falsify a vs]
  | _ \/ _ => let a := fresh in destruct m as [a | a]; falsify a vs
  | _ <-> _ => let a := fresh in let b := fresh in destruct m as [a b]; first [falsify a vs | falsify b vs]
  | ex _ =>
      let x := fresh "x" in destruct m as [x m]; try (exfalso; exact (match x : Empty_set with end));
      lazymatch vs with
      | _ ;; ?rest => falsify m rest
      | _ => falsify m vs
      end
  | ?A -> ?B =>
      lazymatch type of A with
      | Prop => let a := fresh in assert (a : A) by (solve [sat]); specialize (m a); falsify m vs
      | _ => lazymatch vs with ?v ;; ?rest => specialize (m v); falsify m rest end
      end
  | forall x, _ =>
      lazymatch vs with
      | Last ;; ?rest => match goal with n : nat |- _ => specialize (m n); falsify m rest end
      | ?v ;; ?rest => specialize (m v); falsify m rest
      end
  | _ => contradicted m
  end.
