(** * Vectors and matrices that are functions of indices: what is assumed of them is shown index by index *)

From Coq Require Import ZArith QArith Qabs List Lia Lqa PeanoNat.
From Barriers Require Import OrderedFields.
From Mutants Require Import Verdicts.
Import ListNotations.
Open Scope Q_scope.

(** What is assumed, at given numbers: indices are 0, 1, 2 or more. *)

Ltac by_cases depth :=
  first
    [ assumption | exfalso; lia | exact I | reflexivity
    | solve [vm_compute; first [exact eq_refl | discriminate | lia | intuition discriminate]]
    | lazymatch depth with
      | O => fail
      | S ?less =>
          match goal with j : nat |- _ => destruct j as [| j]; try (exfalso; lia); by_cases less end
      end ].
Ltac shown :=
  lazymatch goal with
  | |- ?A <-> ?B => split; shown
  | |- ?A /\ ?B => split; shown
  | |- ex (A := nat) _ => first [exists 0%nat; shown | exists 1%nat; shown | exists 2%nat; shown]
  | |- ex _ => assumption
  | |- forall _, _ => intro; shown
  | |- _ =>
      tryif assumption then idtac
      else first
        [ lazymatch goal with |- ?G =>
            let H := eval hnf in G in
            lazymatch H with
            | _ /\ _ => change H; shown
            | forall _, _ => change H; shown
            | ex _ => change H; shown
            end end
        | solve [by_cases 4%nat] ]
  end.

(** What is left is absurd, also of the coordinates of vectors. *)
Ltac absurd_at m :=
  let T := type of m in
  lazymatch T with
  | False => contradiction
  | _ /\ _ => let a := fresh in let b := fresh in destruct m as [a b]; first [absurd_at a | absurd_at b]
  | ex _ => let x := fresh "x" in destruct m as [x m]; absurd_at m
  | forall j : nat, (j < _)%nat -> _ =>
      let at_ j := (let h := fresh in assert (h := m j ltac:(lia));
        absurd_at h) in first [at_ 0%nat | at_ 1%nat | at_ 2%nat]
  | ?A -> ?B => let a := fresh in assert (a : A) by (clear m; shown); specialize (m a); absurd_at m
  | _ =>
      let H := eval hnf in T in
      lazymatch H with
      | _ /\ _ => change H in m; absurd_at m
      | ex _ => change H in m; absurd_at m
      | forall j : nat, (j < _)%nat -> _ => change H in m; absurd_at m
      | _ => first [absurd_by_computing m | discriminate m | cbn in *; lra]
      end
  end.

(** A mutant is an equivalence, and one side of it holds. *)
Ltac contrary m fact_ := let h := fresh in pose proof fact_ as h; apply m in h; absurd_at h.
