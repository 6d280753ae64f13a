(** * What becomes of a mutant of a statement

    T is what a theorem says, M the same with one place changed.  M is refuted, or M follows from T (it says less, or
      the
    same), or M holds though T does not give it; otherwise it is open.  Rocq's kernel checks each verdict but the last.
      *)

From Coq Require Import ZArith QArith Qabs List Bool Lia Lqa.
From Barriers Require Import OrderedFields Archimedean.
From Barriers Require Alternation TrustBarriers Probability.
Import ListNotations.

Inductive verdict (T M : Prop) : Type :=
| Refuted (no : ~ M)
| Weaker (less : T -> M)
| Holds (more : M)
| Open.
Arguments Refuted {T M} no.
Arguments Weaker {T M} less.
Arguments Holds {T M} more.
Arguments Open {T M}.

Inductive told := refuted | weaker | holds | open.
Definition tell {T M : Prop} (v : verdict T M) : told :=
  match v with Refuted _ => refuted | Weaker _ => weaker | Holds _ => holds | Open => open end.

(** ** Facts at concrete data *)

(** Word for word: conversion might evaluate what it should not. *)
Ltac known := match goal with h : ?A |- ?A => exact h end.

Ltac absurd_by_computing h :=
  vm_compute in h; first [ discriminate h | contradiction | exact (h eq_refl) | clear - h; lia | clear - h; congruence
                         | apply h; discriminate | apply h; exact I ].

(** Linear arithmetic would compare what is concrete by evaluating it, slowly: what has no variables is computed before,
    and then told without the hypotheses. *)
Ltac has_variables T := match T with context [?x] => is_var x end.

(** A fact, by computing. *)
Ltac computes :=
  first [ known | vm_compute; first [exact eq_refl | discriminate | exact I | clear; lia]
        | match goal with |- ?G => has_variables G; lia end ].

(** For all k up to 8: k is 0, 1, 2, ... *)
Ltac up_to_bound :=
  let k := fresh "k" in let h := fresh in
  intros k h;
  let rec go n :=
    lazymatch n with
    | O => exfalso; vm_compute in h; clear - h; lia
    | S ?i => first [ exfalso; vm_compute in h; clear - h; lia | destruct k as [| k];
                      [first [ exfalso; vm_compute in h; clear - h; lia | solve [computes]] | go i] ]
    end in
  go 9%nat.

Ltac fact :=
  lazymatch goal with
  | |- True => exact I
  | |- Alternation.monotone _ => known
  | |- _ /\ _ => split; fact
  | |- forall k : nat, _ -> _ => first [known | solve [up_to_bound]]
  | |- forall k : nat, _ => known
  | |- ?A -> False => let h := fresh in intro h; absurd_by_computing h
  | |- ~ ?A => let h := fresh in intro h; absurd_by_computing h
  | |- forall _, _ => tryif known then idtac else (intro; fact)
  | |- ex (A := nat) _ => first [exists 0%nat; fact | exists 1%nat; fact | exists 2%nat; fact | exists 3%nat; fact]
  | |- ex _ => known
  | |- _ \/ _ => first [known | left; fact | right; fact]
  | |- Forall _ nil => constructor
  | |- Forall _ _ => constructor; fact
  | |- ?G =>
      tryif known then idtac
      else
        let H := eval hnf in G in
        lazymatch H with
        | _ /\ _ => change H; fact
        | _ \/ _ => change H; fact
        | ex _ => change H; fact
        | forall k : nat, _ => change H; fact
        | Forall _ _ => change H; fact
        | _ => solve [computes]
        end
  end.

(** ** A mutant at an instance is absurd *)

Ltac absurdity m :=
  let T := type of m in
  lazymatch T with
  | False => contradiction
  | _ /\ _ =>
      let a := fresh in let b := fresh in destruct m as [a b];
      lazymatch type of a with
      | ?s = _ \/ ?s = _ => first [is_var s; destruct a as [a | a]; subst s; absurdity b | absurdity a]
      | _ => first [absurdity b | absurdity a]
      end
  | _ \/ _ => let a := fresh in destruct m as [a | a]; try subst; absurdity a
  | ex _ => let x := fresh "x" in destruct m as [x m]; absurdity m
  | ?A -> False => first [ solve [absurd_by_computing m] | apply m; fact ]
  | ?A -> ?B => let a := fresh in assert (a : A) by (clear m; fact); specialize (m a); absurdity m
  | forall x, _ =>
      let at_ v := (let h := fresh in pose proof (m v) as h; absurdity h) in
      first [ at_ 0%nat | at_ 1%nat | at_ 2%nat | at_ 3%nat | at_ 0%Q | at_ 1%Q | at_ (1 # 2)%Q | at_ (2 # 1)%Q
            | at_ (-1 # 1)%Q | at_ true | at_ false ]
  | Forall _ _ => first [ absurd_by_computing m | inversion m; subst; lia ]
  | _ =>
      let H := eval hnf in T in
      lazymatch H with
      | _ /\ _ => change H in m; absurdity m
      | _ \/ _ => change H in m; absurdity m
      | ex _ => change H in m; absurdity m
      | forall k : nat, _ => change H in m; absurdity m
      | _ => first [ subst; contradiction | absurd_by_computing m | has_variables T; first [lia | lra] ]
      end
  end.

(** Whatever a mutant assumes is shown, and the mutant not looked at meanwhile; what is left is its conclusion. *)
Ltac met m :=
  lazymatch type of m with
  | ?A -> ?B =>
      lazymatch type of A with
      | Prop => let a := fresh in assert (a : A) by (clear m; fact); specialize (m a); met m
      | _ => idtac
      end
  | _ => idtac
  end.

(** The same, by a tactic. *)
Ltac met_by tac m :=
  lazymatch type of m with
  | ?A -> ?B =>
      lazymatch type of A with
      | Prop => let a := fresh in assert (a : A) by (clear m; tac ()); specialize (m a); met_by tac m
      | _ => idtac
      end
  | _ => idtac
  end.

(** ** A mutant follows from the theorem

    The two differ in one place.  They are gone through side by side down to that place; the rest is the same word for
    word.  What is there is a comparison, a number or a quantifier, and either linear arithmetic gives one from the
      other
    or there is an object to which "for all" is applied. *)

Ltac same o := let T := type of o in lazymatch goal with |- ?G => constr_eq T G; exact o end.

Ltac leaf :=
  solve [ assumption | lia | lra | fra | congruence | discriminate
        | eapply Forall_impl; [| eassumption]; cbv beta; intros; first [lia | fra] ].

(** Some object of a type: fields are Q, the rest is as small as can be. *)
Ltac inhabit :=
  first [ exact 0%nat | exact bool | exact (TrustBarriers.discrete bool) | exact Q_archimedean | exact Q_field | exact
    0%Q | exact true | exact nil | exact (fun y => y)
        | exact True | exact Probability.never | exact (Probability.Diverge)
        | known | intro; inhabit | constructor; inhabit ].

Ltac entails o :=
  first
    [ same o
    | let T := type of o in
      lazymatch goal with
      | |- _ /\ _ =>
          lazymatch T with
          | _ /\ _ => let a := fresh in let b := fresh in destruct o as [a b]; split; [entails a | entails b]
          end
      | |- _ \/ _ =>
          lazymatch T with
          | _ \/ _ => let a := fresh in destruct o as [a | a]; [left; entails a | right; entails a]
          end
      | |- _ <-> _ => fail
      | |- ex _ =>
          lazymatch T with
          | ex _ => let x := fresh "x" in destruct o as [x o]; exists x; entails o
          | forall x : ?A, _ =>
              let v := constr:(ltac:(inhabit) : A) in let v := eval cbv beta in v in
              exists v; specialize (o v); lazymatch goal with |- ex _ => entails o | _ => first [same o | exact o |
                entails o] end
          end
      | |- ?A -> ?B =>
          let a := fresh in intro a;
          lazymatch T with
          | ?A' -> ?B' =>
              tryif constr_eq A A' then (specialize (o a); entails o)
              else first
                [ let b := fresh in assert (b : A') by (entails a); specialize (o b); entails o
                | same o
                | let b := fresh in assert (b : A') by leaf; specialize (o b); intros; entails o
                | intros; leaf ]
          | _ => first [same o | leaf]
          end
      | |- forall x, _ =>
          let a := fresh "x" in intro a;
          lazymatch T with
          | ex _ => let x := fresh "x" in destruct o as [x o]; intros; first [exists x; apply o | apply o]
          | _ => specialize (o a); entails o
          end
      | |- _ =>
          lazymatch T with
          | ?A -> ?B => let a := fresh in assert (a : A) by leaf; specialize (o a); entails o
          | _ => leaf
          end
      end ].

(** What is told of a mutant: the first that succeeds; [refute m] and [prove] are what people wrote for the theorem. *)
Tactic Notation "judge" tactic3(less) tactic3(no) tactic3(more) :=
  first [ apply Weaker; solve [less] | apply Refuted; solve [no] | apply Holds; solve [more] | exact Open ].
