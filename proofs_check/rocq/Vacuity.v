(** * That no theorem is empty: what it takes

    A theorem whose hypotheses contradict each other is true and says nothing.  [satisfiable T] is, for a theorem T, the
    proposition that there are objects of which all its hypotheses hold, T's own hypotheses, read off its type: where T
    says "for all x, if H x then ...", it says "there is an x with H x", to the end.  The files Vacuity*.v and
    RealVacuity.v prove it of the theorems of theorems.txt, by instances.

    Where the conclusion of T is an implication or speaks of all objects of some kind, these count as hypotheses; a
    conclusion that is an equivalence, a conjunction or "there is" ends the list. *)

Ltac satisfiable_of P :=
  let P := eval cbv beta zeta in P in
  lazymatch P with
  | forall x : ?A, @?B x =>
      let v := fresh "v" in
      let R := constr:(fun v : A => ltac:(let Q := eval cbv beta in (B v) in let R := satisfiable_of Q in exact R)) in
      constr:(ex R)
  | _ => constr:(True)
  end.

Notation "'satisfiable' T" := ltac:(let P := type of T in let R := satisfiable_of P in exact R)
  (at level 10, T at level 10, only parsing).

(** The next object of the list is a proof, by a tactic. *)
Tactic Notation "proving" tactic(t) := unshelve eexists; [solve [t] |].

(** What is meant: an empty theorem is seen to be empty, and one with an instance is not. *)
Lemma seen_to_be_empty (T : forall n : nat, n = 0 -> n = 1 -> n = 2) : ~ satisfiable T.
Proof. intros (n & E & E' & _). rewrite E in E'. discriminate. Qed.

Lemma seen_to_have_an_instance (T : forall n : nat, let m := S n in m = 1 -> n = 0) : satisfiable T.
Proof. exists 0. exists eq_refl. exact I. Qed.
