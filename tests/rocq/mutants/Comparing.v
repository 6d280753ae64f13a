(** * Algorithms that compare two readings, and two spaces of outcomes on which little is an event

    On each outcome an algorithm says something at once, or compares evaluations 0 and 1 at one level, or at some level
    at which it is known which of them is larger, for ever if there is none. *)

From Coq Require Import QArith Qabs List Lqa Lia PeanoNat.
From Barriers Require Import OrderedFields Archimedean ProbabilitySpaces Algorithms.
From Barriers Require Import GeneralAlgorithms GeneralFields SharpnessFields.
From Barriers Require Import VacuityFields.
From Mutants Require Import RefuteFields.
Import ListNotations.
Open Scope Q_scope.

Inductive plan (M : Type) := Now (x : M) | At (l : nat) | Until.
Arguments Now {M} x.
Arguments At {M} l.
Arguments Until {M}.

(** Whether the first of two numbers is known to be larger, [Some true], or the second. *)
Definition told (l : nat) (u v : Q) : option bool :=
  if Qlt_le_dec (2 * power (1 # 2) l) (u - v) then Some true
  else if Qlt_le_dec (2 * power (1 # 2) l) (v - u) then Some false else None.
Definition larger (o : oracle) (l : nat) : option bool := told l (o O l) (o 1%nat l).
Definition both (l : nat) : list (nat * nat) := [(O, l); (1%nat, l)].

Section Comparing.
Context {Omega W M : Type} (info : Omega -> oracle) (inputs : Omega -> Prop) (f : Omega -> nat -> KQ).
Hypothesis about : forall iota, inputs iota -> answers_about (f iota) (info iota).
Variables (s1 s2 : M).

Lemma larger_true iota l : inputs iota -> larger (info iota) l = Some true -> f iota 1%nat < f iota O.
Proof.
  unfold larger, told. intros H. destruct (about iota H O l) as [_ A]. destruct (about iota H 1%nat l) as [_ B].
  destruct (Qlt_le_dec _ _) as [L |]; [intros _; exact (told_larger _ _ _ _ _ A B L) |].
  destruct (Qlt_le_dec _ _); discriminate.
Qed.
Lemma larger_false iota l : inputs iota -> larger (info iota) l = Some false -> f iota O < f iota 1%nat.
Proof.
  unfold larger, told. intros H. destruct (about iota H O l) as [_ A]. destruct (about iota H 1%nat l) as [_ B].
  destruct (Qlt_le_dec _ _); [discriminate |].
  destruct (Qlt_le_dec _ _) as [L |]; [intros _; exact (told_larger _ _ _ _ _ B A L) | discriminate].
Qed.
Lemma larger_none iota l : inputs iota -> larger (info iota) l = None ->
  Qabs (f iota O - f iota 1%nat) <= 4 * power (1 # 2) l.
Proof.
  unfold larger, told. intros H. destruct (about iota H O l) as [_ A]. destruct (about iota H 1%nat l) as [_ B].
  destruct (Qlt_le_dec _ _) as [| L]; [discriminate |]. destruct (Qlt_le_dec _ _) as [| L']; [discriminate |]. intros _.
  pose proof (told_near _ _ _ _ _ A B L) as C. pose proof (told_near _ _ _ _ _ B A L') as D.
  pose proof (of_Q_self 4) as F. pose proof (of_Q_self (power (1 # 2) l)) as G.
  assert (E : @of_Q Q_field 4 * @of_Q Q_field (power (1 # 2) l) == 4 * power (1 # 2) l) by (rewrite F, G; reflexivity).
  change (f iota O - f iota 1%nat <= @of_Q Q_field 4 * @of_Q Q_field (power (1 # 2) l)) in C.
  change (f iota 1%nat - f iota O <= @of_Q Q_field 4 * @of_Q Q_field (power (1 # 2) l)) in D.
  apply Qabs_Qle_condition. lra.
Qed.

Definition compare (p : W -> plan M) : general_algorithm (given info inputs) W M.
Proof.
  refine {| halts := fun w o x read => match p w with
    | Now y => x = y /\ read = []
    | At l => x = (match larger o l with Some false => s2 | _ => s1 end) /\ read = both l
    | Until => exists l b, larger o l = Some b /\ x = (if b then s1 else s2) /\ read = both l
    end |}.
  - intros w o x y read read' (iota & H & ->). destruct (p w); [intros [-> _] [-> _]; reflexivity.. |].
    intros (l & b & E & -> & _) (l' & b' & E' & -> & _).
    destruct b, b'; try reflexivity; exfalso;
      repeat match goal with
        | e : larger _ _ = Some true |- _ => apply (larger_true iota _ H) in e
        | e : larger _ _ = Some false |- _ => apply (larger_false iota _ H) in e
        end; lra.
  - intros w o o' x read _ _ A. assert (E : forall l, read = both l -> larger o l = larger o' l).
    { intros l ->. unfold larger. rewrite (A O l), (A 1%nat l); [reflexivity | right; left; reflexivity | left;
      reflexivity]. }
    destruct (p w); [trivial | |].
    + intros [-> R]. rewrite (E l R). split; [reflexivity | exact R].
    + intros (l & b & L & X & R). exists l, b. rewrite <- (E l R). auto.
Defined.

Context (p : W -> plan M) (w : W) (iota : Omega) (G : M -> Prop).
Hypothesis an_input : inputs iota.

Lemma ends_now y : p w = Now y -> G y -> ends (compare p) (info iota) G w.
Proof. intros E H. exists y, []. cbn. rewrite E. auto. Qed.
Lemma ends_at_first l : p w = At l -> G s1 -> f iota 1%nat <= f iota O -> ends (compare p) (info iota) G w.
Proof.
  intros E H L. exists s1, (both l). cbn. rewrite E. split; [| exact H]. split; [| reflexivity].
  destruct (larger (info iota) l) as [[|] |] eqn:X; try reflexivity. apply (larger_false iota l an_input) in X. lra.
Qed.
Lemma ends_at_second l : p w = At l -> G s2 -> f iota O < f iota 1%nat ->
  4 * power (1 # 2) l < f iota 1%nat - f iota O ->
  ends (compare p) (info iota) G w.
Proof.
  intros E H L N. exists s2, (both l). cbn. rewrite E. split; [| exact H]. split; [| reflexivity].
  destruct (larger (info iota) l) as [[|] |] eqn:X; [| reflexivity |].
  - apply (larger_true iota l an_input) in X. lra.
  - apply (larger_none iota l an_input) in X. apply Qabs_Qle_condition in X. lra.
Qed.
Lemma ends_until : p w = Until ->
  (f iota 1%nat < f iota O /\ G s1) \/ (f iota O < f iota 1%nat /\ G s2) -> ends (compare p) (info iota) G w.
Proof.
  intros E D. set (gap := Qabs (f iota O - f iota 1%nat)).
  assert (P : 0 < gap).
  { unfold gap. destruct D as [[D _] | [D _]]; [rewrite Qabs_pos by lra | rewrite Qabs_neg by lra]; lra. }
  destruct (power_half_vanishes ((1 # 4) * gap)) as [l L]; [lra |].
  destruct (larger (info iota) l) as [[|] |] eqn:X.
  - pose proof (larger_true iota l an_input X). destruct D as [[_ D] | [D _]]; [| lra].
    exists s1, (both l). cbn. rewrite E. split; [exists l, true; auto | exact D].
  - pose proof (larger_false iota l an_input X). destruct D as [[D _] | [_ D]]; [lra |].
    exists s2, (both l). cbn. rewrite E. split; [exists l, false; auto | exact D].
  - apply (larger_none iota l an_input) in X. fold gap in X. lra.
Qed.
(** Whether it halts, from levels up to [m], can be decided, where it does not search or searches in vain. *)
Lemma compare_dec m : (p w = Until -> f iota O == f iota 1%nat) ->
  dec (ends_by m (compare p) (info iota) (fun _ => True) w).
Proof.
  intros N. destruct (p w) as [y | l |] eqn:E.
  - left. exists y, []. cbn. rewrite E. split; [auto |]. split; [exact I | intros k n []].
  - destruct (Nat.le_gt_cases l m) as [L | L]; [left | right].
    + eexists _, (both l). cbn. rewrite E. split; [split; reflexivity |]. split; [exact I |].
      intros k n [X | [X | []]]; injection X as <- <-; exact L.
    + intros (x & read & H & _ & V). cbn in H. rewrite E in H. destruct H as [_ ->].
      specialize (V O l (or_introl eq_refl)). lia.
  - right. intros (x & read & H & _). cbn in H. rewrite E in H. destruct H as (l & b & X & _). specialize (N eq_refl).
    destruct b; [apply (larger_true iota l an_input) in X | apply (larger_false iota l an_input) in X]; lra.
Qed.
End Comparing.
