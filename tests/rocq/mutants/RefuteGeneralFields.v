(** * Mutants of the results over fields that ask for other events than the theorems, or for none

    The instances of RefuteGeneralEvents.v, at the field Q: what jump_answers and fork_answers answer there is admissible. *)

From Coq Require Import QArith Qabs List Lqa Lia PeanoNat.
From Barriers Require Import OrderedFields Archimedean ProbabilitySpaces Algorithms Computation.
From Barriers Require Import GeneralAlgorithms GeneralForks GeneralFields TrustBarriers VacuityComputation VacuityFields.
From Mutants Require Import Facts RefuteGeneral Germs Clouds RefuteGeneralEvents.
From Mutants Require RefuteGeneralForks RefuteFields RefuteFieldsForks.
Import ListNotations.
Open Scope Q_scope.

Notation KQ := Q_archimedean.

Lemma answers_admissible (f : nat -> KQ) o : answers_about f o -> admissible f o.
Proof.
  intros A k l. destruct (A k l) as [D C]. split; [exact D |]. apply abs_le_condition in C.
  pose proof (of_Q_self (o k l)). pose proof (of_Q_self (power (1 # 2) l)). in_Q. apply Qabs_Qle_condition. lra.
Qed.

(** An instance at given values; [tac] proves what it assumes. *)
Ltac at_values tac m vs :=
  lazymatch type of m with
  | let _ := _ in _ => cbv zeta in m; at_values tac m vs
  | ?A -> ?B =>
      lazymatch type of A with
      | Prop => let a := fresh in assert (a : A) by (clear m; tac ()); specialize (m a); clear a; at_values tac m vs
      | _ => next_value tac m vs
      end
  | forall x, _ => next_value tac m vs
  | _ => idtac
  end
with next_value tac m vs :=
  lazymatch vs with ?v ;; ?rest => first [specialize (m v) | specialize (m (v _))]; at_values tac m rest end.

Ltac known_facts := cbv beta; first [assumption | reflexivity | exact I | intros; reflexivity | intros; discriminate | facts].
Ltac event_facts :=
  cbv beta; first
    [ known_facts
    | exists O; apply none_at_0; facts
    | intros; apply none_first; facts
    | intros; apply none_unseen; facts ].

(** One reading tells apart what it can; these are about members that RefuteFields.v does not go through. *)
Lemma unknown_not {A} (x y : A) : RefuteFields.unknown x <> Some y. Proof. discriminate. Qed.
Lemma unknown_fork_not x y : RefuteFieldsForks.unknown_fork x <> Some y. Proof. discriminate. Qed.
#[global] Hint Resolve unknown_not unknown_fork_not : families.
Ltac each_event := RefuteFields.by_cases 3%nat ltac:(first [exfalso; lia | RefuteFields.an_event]).
#[global] Hint Extern 1 (event _ (ends (RefuteFields.ask _ _ _) _ _)) => each_event : families.
#[global] Hint Extern 1 (event _ (ends (RefuteFields.near_far _ _ _) _ _)) => each_event : families.
#[global] Hint Extern 1 (event _ (ends (RefuteFields.reads _ _ _) _ _)) => each_event : families.

(** ** J, X1 and X2: the members 4^-n of a limit 0 *)

Notation right_over S := (within_of (K := KQ) two_points (0 : KQ) S).
Lemma over_true_not_1 n : ~ right_over (jump_right (S n)) true. Proof. apply not_within. discriminate. Qed.
Lemma over_false_not_0 : ~ right_over (jump_right O) false. Proof. apply not_within. discriminate. Qed.
Lemma over_true_0 : right_over (jump_right O) true. Proof. apply exactly. reflexivity. Qed.
Lemma over_false_1 n : right_over (jump_right (S n)) false. Proof. apply exactly. reflexivity. Qed.
Lemma over_decided n x : right_over (jump_right n) x \/ ~ right_over (jump_right n) x.
Proof.
  destruct n as [| n], x; first [left; apply exactly; reflexivity | right; apply not_within; discriminate].
Qed.
#[global] Hint Resolve over_true_not_1 over_false_not_0 over_true_0 over_false_1 over_decided jump_distance small : watched.

Notation jump_at := (jump_answers (K := KQ) nat (a_jump : nat -> nat -> KQ) (fun n : nat => n) (@Some nat)).
Section At.
Let admitted n : admissible (a_jump n) (jump_at n).
Proof. apply answers_admissible, (J_fields_admissible nat (a_jump : nat -> nat -> KQ) (fun n => n)); [congruence | apply jump_close]. Qed.
Lemma jump_at_unseen : unseen quarter_spot sees_quarter (jump_at O).
Proof. exact (jump_unseen _ admitted). Qed.
Lemma jump_at_seen n : sees_quarter (S n) (asked (jump_at (S n)) (quarter_spot (S n))) = true.
Proof. exact (jump_seen _ admitted n). Qed.
Lemma jump_at_right n : at_least halves (ends (follow (given jump_at (fun _ => True)) (watch quarter_spot sees_quarter true false)) (jump_at n) (right_over (jump_right n))) more.
Proof. apply (jump_watched _ admitted (fun n => right_over (jump_right n))); facts. Qed.
Lemma jump_at_flag n : at_least halves (ends (follow (given jump_at (fun _ => True)) (watch quarter_spot sees_quarter true false)) (jump_at n)
  (general_flag (follow (given jump_at (fun _ => True)) true_unless_seen) (jump_at n) (right_over (jump_right n)))) more.
Proof. pose proof jump_at_unseen. apply (jump_watched _ admitted (fun n => general_flag _ (jump_at n) (right_over (jump_right n)))); facts. Qed.
Lemma jump_at_veiled n : at_most veil (ends (follow (given jump_at (fun _ => True)) (veiled quarter_spot sees_quarter true)) (jump_at n)
  (fun y => snd y = true /\ ~ right_over (jump_right n) (fst y))) 0%F.
Proof.
  destruct n as [| n].
  - apply veiled_bounded. intros [_ N]. apply N. exact over_true_0.
  - apply (veiled_seen quarter_spot sees_quarter true _ _ (S n)). apply jump_at_seen.
Qed.
End At.
Ltac looked_at := pose proof jump_at_unseen; pose proof (jump_at_seen O).
Ltac at_jump tac m rest :=
  at_values tac m (KQ ;; bool ;; two_points ;; nat ;; (a_jump : nat -> nat -> KQ) ;; jump_right ;; (fun n : nat => n) ;; (@Some nat) ;;
    (1 : KQ) ;; (0 : KQ) ;; rest).
Ltac watching := constr:(fun D => follow D (watch quarter_spot sees_quarter true false)).
Ltac J_over m :=
  looked_at; pose proof jump_at_right;
  let w := watching in at_jump ltac:(fun _ => event_facts) m (germs ;; halves ;; w ;; more ;; tt);
  exact (more_than_half m).
Ltac refute_GeneralFields_J_fields m :=
  first [ J_over m
        | RefuteFields.J_fields_at_one_reading m ].
Ltac X1_jump_over m :=
  looked_at; pose proof jump_at_flag;
  let w := watching in at_jump ltac:(fun _ => event_facts) m (germs ;; halves ;; (fun D => follow D true_unless_seen) ;; w ;; more ;; tt);
  exact (more_than_half m).
Ltac refute_GeneralFields_X1_fields_jump m :=
  first [ X1_jump_over m
        | RefuteFields.X1_fields_jump_at_one_reading m ].
Ltac no_doubling m := vm_compute in m; exact (m eq_refl).
Ltac X2_jump_over m :=
  looked_at; pose proof jump_at_veiled;
  at_jump ltac:(fun _ => first [solve [known_facts] | solve [cbv beta; veiled_facts]]) m
    (Q_field ;; veil ;; (fun D => follow D (veiled quarter_spot sees_quarter true)) ;; (1 : Q_field) ;; (0 : Q_field) ;; tt);
  no_doubling m.

(** On a coin's two sides, which no event tells apart, [true] and [false] with the flag, if evaluation 0 is near 0 at level 2. *)
Definition blindly : recipe bool (bool * bool) :=
  {| reads := fun _ => [(O, 2%nat)]; answer := fun w vs => Some (w, Qle_bool (hd 0 vs) (1 # 8)) |}.
Definition near_0_at (o : oracle) : bool := Qle_bool (o O 2%nat) (1 # 8).
Section Blindly.
Context {D : oracle -> Prop}.
Implicit Types (o : oracle) (G : bool * bool -> Prop).
Let A := follow D blindly.
Lemma blindly_ends o G w : ends A o G w <-> G (w, near_0_at o).
Proof. exact (follow_ends blindly o G w (Some (w, near_0_at o)) eq_refl). Qed.
Lemma blindly_flags o : near_0_at o = true -> at_least blind (ends A o (fun y => snd y = true)) 1%F.
Proof. intros N. apply blind_likely; [| reflexivity]. intros w. apply blindly_ends. exact N. Qed.
Lemma blindly_event_by m o (g : bool -> Prop) : g true \/ ~ g true -> near_0_at o = true -> event blind (ends_by m A o (fun y => g (snd y))).
Proof.
  intros T N. apply blind_event. assert (E : forall w, ends_by m A o (fun y => g (snd y)) w <-> levels m [(O, 2%nat)] /\ g true).
  { intros w. rewrite <- N. exact (follow_ends_by m blindly o (fun y => g (snd y)) w (Some (w, near_0_at o)) eq_refl). }
  destruct T as [T | T]; [| right; intros w H; apply E in H; tauto].
  destruct (Nat.le_gt_cases 2 m) as [L | L]; [left | right]; intros w.
  - apply E. split; [| exact T]. intros k l [X | []]. injection X as <- <-. exact L.
  - intros H. apply E in H. destruct H as [H _]. specialize (H _ _ (or_introl eq_refl)). lia.
Qed.
Lemma blindly_event o G : (forall w, G (w, near_0_at o)) \/ (forall w, ~ G (w, near_0_at o)) -> event blind (ends A o G).
Proof.
  intros [H | H]; apply blind_event; [left | right]; intros w; [apply blindly_ends, H |].
  intros X. apply blindly_ends in X. exact (H w X).
Qed.
Lemma blindly_bounded o G w : ~ G (w, near_0_at o) -> at_most blind (ends A o G) 0%F.
Proof. intros N. apply (blind_bounded _ w); [| reflexivity]. intros H. apply N, blindly_ends, H. Qed.
End Blindly.

(** The first member is far from the limit; only [false] is right about it, or nothing. *)
Notation one_at S := (jump_answers (K := KQ) nat (RefuteFields.three 0 2 0) (fun n : nat => n) S).
Definition nothing_at_1 := RefuteFields.three_sets RefuteFields.is_true RefuteFields.none RefuteFields.is_false.
Lemma one_near n : near_0_at (one_at (@Some nat) n) = negb (n =? 1)%nat.
Proof. destruct n as [| [| n]]; vm_compute; reflexivity. Qed.
Lemma nothing_at_1_apart n : (1 <= n)%nat -> at_distance two_points (1 : KQ) (nothing_at_1 n) (nothing_at_1 O).
Proof. intros L. apply other_points. destruct n as [| [| n]]; [lia | intros x [] |]. intros x X Y. cbn in X, Y. congruence. Qed.
Lemma nothing_at_1_true : right_over (nothing_at_1 O) true. Proof. apply exactly. reflexivity. Qed.
Lemma nothing_at_1_false n : right_over (nothing_at_1 (S (S n))) false. Proof. apply exactly. reflexivity. Qed.
Lemma nothing_at_1_none x : ~ right_over (nothing_at_1 1%nat) x. Proof. apply not_within. intros []. Qed.
#[global] Hint Resolve nothing_at_1_apart nothing_at_1_true nothing_at_1_false nothing_at_1_none : watched.

Ltac one_side_is w :=
  apply (blindly_bounded _ _ w); rewrite ?one_near; cbn [fst snd negb Nat.eqb];
  solve [ let N := fresh in intros [_ N]; apply N; facts | let E := fresh in intros [E _]; discriminate E ].
Ltac one_side := first [one_side_is true | one_side_is false].
Ltac blind_facts :=
  cbv beta; first
    [ solve [known_facts]
    | exact (blindly_flags _ (one_near O))
    | intros n; apply (blindly_event_by n _ (fun b => b = true) (or_introl eq_refl) (one_near O))
    | apply blindly_event; rewrite ?one_near; cbn [fst snd negb Nat.eqb];
      solve [ right; intros w [E _]; first [discriminate E | exact (E eq_refl)]
            | left; intros w; split; [reflexivity | facts] ]
    | intros [| [| n]]; one_side ].
Ltac X2_jump_blindly S m :=
  at_values ltac:(fun _ => blind_facts) m (KQ ;; bool ;; two_points ;; nat ;; RefuteFields.three 0 2 0 ;; S ;; (fun n : nat => n) ;;
    (@Some nat) ;; (1 : KQ) ;; (0 : KQ) ;; Q_field ;; blind ;; (fun D => follow D blindly) ;; (1 : Q_field) ;; (0 : Q_field) ;; tt);
  no_doubling m.
Ltac refute_GeneralFields_X2_fields_jump m :=
  first [ X2_jump_over m
        | X2_jump_blindly jump_right m | X2_jump_blindly nothing_at_1 m
        | RefuteFields.X2_fields_jump_at_one_reading m ].
Ltac refute_GeneralFields_K_fields m := RefuteFieldsForks.K_fields_at_one_reading m.
Ltac refute_GeneralFields_W_fields m := RefuteFieldsForks.W_fields_at_one_reading m.
Ltac refute_GeneralFields_X1_fields_fork m := RefuteFieldsForks.X1_fields_fork_at_one_reading m.
Ltac refute_GeneralFields_X2_fields_fork m := RefuteFieldsForks.X2_fields_fork_at_one_reading m.
