(** * Mutants of C1 for general algorithms: an output that is right everywhere, and a coin between two corners

    The entries are those of RefuteDigitsInputs.v.  Where one assumption less is made, 0 is right for all inputs.  The
    entries 64 and 63 are so close that the corners of 64 are right, to 10^-2, for the inputs of 63 as well: so a coin
    between the two, which reads nothing, is right with probability 1/2 for all inputs. *)

From Coq Require Import QArith Qabs List Lqa Lia PeanoNat.
From Barriers Require Import OrderedFields Archimedean ProbabilitySpaces Algorithms Computation Sharpness.
From Barriers Require Import GeneralAlgorithms GeneralResults.
From Barriers Require Import Sums Optimisation Distances Entries Digits.
From Mutants Require Import Verdicts Coordinates RefuteComputation RefuteDigitsInputs RefuteGeneral
  RefuteGeneralTraining.
From Mutants Require RefuteGeneralResults.
Import ListNotations.
Open Scope Q_scope.

(** ** The coin *)

Definition corner_1 (top : Q) : vector := pair (K := Q_field) (coefficient p1 top) 0.
Definition corner_2 (top : Q) : vector := pair (K := Q_field) 0 (coefficient p1 top).
Definition close_coin (D : oracle -> Prop) (top : Q) := follow D (first_or (corner_1 top) (corner_2 top)).

Lemma coin_event D x y m o : ProbabilitySpaces.event (faces 1) (ends_by m (follow D (first_or x y)) o (fun _ : vector
  => True)).
Proof.
  apply (an_event 1 _ (1 + (1 + 0))). apply hit; [| apply hit; [| apply counted_none]].
  - apply (follow_ends_by (D := D) m (first_or x y) o _ 1%nat (Some y) eq_refl). split; [intros k l [] | exact Logic.I].
  - apply (follow_ends_by (D := D) m (first_or x y) o _ O (Some x) eq_refl). split; [intros k l [] | exact Logic.I].
Qed.
Lemma coin_ends D x y o : at_least (faces 1) (ends (follow D (first_or x y)) o (fun _ : vector => True)) 1.
Proof.
  apply (likely 1 _ (1 + (1 + 0))); [| reflexivity]. apply hit; [| apply hit; [| apply counted_none]].
  - apply (follow_ends (D := D) (first_or x y) o _ 1%nat (Some y) eq_refl). exact Logic.I.
  - apply (follow_ends (D := D) (first_or x y) o _ O (Some x) eq_refl). exact Logic.I.
Qed.

Lemma small_power n : (1 <= n)%nat -> 0 < power (1 # 4) n <= 1 # 4.
Proof.
  intros H. split; [apply power_positive; lra |]. change (1 # 4) with (power (1 # 4) 1) at 2.
  destruct n as [| n]; [lia |]. cbn [power]. assert (0 < power (1 # 4) n <= 1); [| lra].
  split; [apply power_positive; lra |]. clear. induction n; cbn [power]; lra.
Qed.

(** The solutions of one row. *)
Lemma corner_of top i n : 1 < top -> (1 <= n)%nat ->
  inverse_solutions p1 0 0 none none top (Member i n) (match i with One => corner_1 top | Two => corner_2 top end).
Proof.
  intros T N. assert (Ad : admitted p1 top) by (split; [reflexivity | exact T]).
  assert (G : forall j, 0 <= none j < top) by (intros j; unfold none; lra).
  assert (S : power (1 # 4) 1 <= top) by (cbn [power]; lra).
  destruct i.
  - apply (solutions_one p1 0 0 none none top 1 Ad G S n _ N). intros j Hj. reflexivity.
  - apply (solutions_two p1 0 0 none none top 1 Ad G S n _ N). intros j Hj. reflexivity.
Qed.
Lemma corner_of_limit top : 1 < top -> inverse_solutions p1 0 0 none none top Limit (corner_1 top).
Proof.
  intros T. assert (Ad : admitted p1 top) by (split; [reflexivity | exact T]).
  assert (G : forall j, 0 <= none j < top) by (intros j; unfold none; lra).
  apply (solutions_limit p1 0 0 none none top Ad G). exists (coefficient p1 top), 0.
  split; [intros j Hj; reflexivity |]. assert (C : 0 <= coefficient p1 top).
  { change (0 <= 1 / top). apply Qle_shift_div_l; lra. }
  split; [exact C |]. split; [discriminate |]. change (coefficient p1 top + 0 == coefficient p1 top). ring.
Qed.
Lemma close_corners i : near (euclidean 2) (match i with One => corner_1 64 | Two => corner_2 64 end) (tenth (K :=
  Q_field) 2)
  (match i with One => corner_1 63 | Two => corner_2 63 end).
Proof. destruct i; (split; vm_compute; discriminate). Qed.
Lemma farther n x y r e : near (euclidean n) x r y -> 0 < e -> near (euclidean n) x (r + e) y.
Proof.
  intros [R B] E. change (0 <= r) in R. split; [change (0 <= r + e); lra |].
  eapply Qle_trans; [exact B |]. change (power r 2 <= power (r + e) 2). cbn [power]. nra.
Qed.
Lemma close_right iota : in_omega 1 1 iota ->
  correct p1 0 0 none none 64 63 (tenth 2) iota (corner_1 64) \/ correct p1 0 0 none none 64 63 (tenth 2) iota
    (corner_2 64).
Proof.
  intros H. destruct iota as [[| i n] | i n].
  - left. apply exactly; [discriminate | apply corner_of_limit; reflexivity].
  - destruct i; [left | right]; (apply exactly; [discriminate |]).
    + apply (corner_of 64 One n); [reflexivity | exact H].
    + apply (corner_of 64 Two n); [reflexivity | exact H].
  - destruct i; [left | right]; intros e He.
    + exists (corner_1 63). split; [apply (corner_of 63 One n); [reflexivity | exact H] |].
      apply farther; [exact (close_corners One) | exact He].
    + exists (corner_2 63). split; [apply (corner_of 63 Two n); [reflexivity | exact H] |].
      apply farther; [exact (close_corners Two) | exact He].
Qed.

(** The corners of 6, to one digit, for the weak inputs alone. *)
Lemma weak_right strong i n : (1 <= n)%nat ->
  correct p1 0 0 none none strong 6 (tenth 1) (Weak i n) (corner_1 6) \/
  correct p1 0 0 none none strong 6 (tenth 1) (Weak i n) (corner_2 6).
Proof.
  intros H. destruct i; [left | right]; (apply exactly; [discriminate |]).
  - apply (corner_of 6 One n); [reflexivity | exact H].
  - apply (corner_of 6 Two n); [reflexivity | exact H].
Qed.

Lemma zero_998_weak strong weak i n : correct p1 0 1 none (third 998) strong weak (tenth 1) (Weak i n) origin.
Proof. apply zero_near. discriminate. Qed.
Lemma lambda_100_weak i n : correct (P3 100) 0 0 none none 64 6 (tenth 1) (Weak i n) origin.
Proof. apply exactly; [discriminate |]. apply (lambda_right 100 6 (Member i n)). split; discriminate. Qed.

(** ** What the mutants ask *)

(** What is assumed of the parameters. *)
Ltac of_parameters :=
  lazymatch goal with
  | |- forall j : nat, _ => let j := fresh in intros j;
      first [ solve [split; first [reflexivity | discriminate]]
            | destruct j as [| [| [| j]]]; split; first [reflexivity | discriminate] ]
  | |- ex (A := nat) _ => exists O; split; first [reflexivity | discriminate]
  | |- _ => first [ exact Logic.I | lia | split; vm_compute; first [reflexivity | discriminate | split; reflexivity]
                  | vm_compute; first [reflexivity | discriminate] ]
  end.
Ltac met_all m tac :=
  repeat lazymatch type of m with
    | ?A -> ?B => lazymatch type of A with Prop => let a := fresh in assert (a : A) by (clear m; tac ()); specialize
      (m a) end
    end.
Ltac numbers_clash m := vm_compute in m; first [discriminate m | exact (m eq_refl) | apply m; discriminate].
Ltac general_output m p N g strong weak x right_everywhere :=
  specialize (m p O O N none g strong weak 1%nat 1%nat); met_all m ltac:(fun _ => of_parameters);
  specialize (m Q_field (faces 0) (follow _ (says x)) 1);
  met_all m ltac:(fun _ =>
    first [ intros; apply says_event; exact Logic.I | eexists; apply says_event; exact Logic.I
          | apply says_likely; exact Logic.I
          | intros; apply says_likely; apply right_everywhere ]);
  numbers_clash m.
Ltac general_coin m :=
  specialize (m p1 O O O none none 64 63 1%nat 1%nat); met_all m ltac:(fun _ => of_parameters);
  specialize (m Q_field (faces 1) (follow _ (first_or (corner_1 64) (corner_2 64))) (1 # 2));
  met_all m ltac:(fun _ =>
    first [ intros; apply coin_event | exists O; apply coin_event | apply coin_ends
          | intros; apply coin_likely; apply close_right; assumption ]);
  numbers_clash m.
Ltac refute_general_digits m :=
  first
    [ general_coin m
    | general_output m p1 1%nat (third 998) 64 6 origin zero_998 | general_output m p1 1%nat (third 998) 64 999 origin
      zero_998
    | general_output m p1 1%nat (third 998) 1000 999 origin zero_998
    | general_output m (P3 (K := Q_field) 100) 0%nat none 64 6 origin lambda_100
    | RefuteGeneralResults.right_nowhere m ].
Ltac refute_GeneralResults_C1_general_any m := refute_general_digits m.
Ltac refute_GeneralResults_C1_general_halting m := refute_general_digits m.
Ltac general_levels m p N g strong weak W A q right_everywhere :=
  specialize (m p O O N none g strong weak 1%nat 1%nat); met_all m ltac:(fun _ => of_parameters);
  specialize (m Q_field W A O q); cbv zeta in m;
  met_all m ltac:(fun _ =>
    first [ let w := fresh in let x := fresh in let read := fresh in intros w x read [-> _]; intros ? ? []
          | intros; right_everywhere ]);
  numbers_clash m.
Ltac refute_GeneralResults_C1_general_levels m :=
  first
    [ general_levels m p1 O none 64 6 (faces 1) (follow _ (first_or (corner_1 6) (corner_2 6))) (1 # 2)
        ltac:(apply coin_likely; apply weak_right; lia)
    | general_levels m p1 1%nat (third 998) 64 6 (faces 0) (follow _ (says origin)) 1
        ltac:(apply says_likely; apply zero_998_weak)
    | general_levels m p1 1%nat (third 998) 64 999 (faces 0) (follow _ (says origin)) 1
        ltac:(apply says_likely; apply zero_998_weak)
    | general_levels m (P3 (K := Q_field) 100) 0%nat none 64 6 (faces 0) (follow _ (says origin)) 1
        ltac:(apply says_likely; apply lambda_100_weak)
    | RefuteGeneralResults.right_nowhere_levels m ].

(** ** No 4^-first has to be small: later members are inputs as well *)

Section Later.
Variables (p : program) (k m N : nat) (b g : nat -> Q) (strong weak : Q) (first_strong first_weak : nat).
Hypothesis strong_is_admitted : admitted p strong.
Hypothesis window : in_window (tenth (S (S k))) (coefficient p strong).
Hypothesis further : forall j, 0 <= g j < strong.
Context {F : ordered_field} (P : probability_space F).
Let information := digits_information m N b g strong weak.
Let D := given information (in_omega first_strong first_weak).
Variables (A : general_algorithm D (outcome P) vector) (q : F).
Hypothesis halting : forall l, ProbabilitySpaces.event P (ends_by l A (information (Strong Limit)) (fun _ => True)).
Hypothesis right : forall iota, in_omega first_strong first_weak iota ->
  at_least P (ends A (information iota) (correct p m N b g strong weak (tenth (S (S k))) iota)) q.

Lemma small_later : exists later, (first_strong <= later)%nat /\ power (1 # 4) later <= strong.
Proof.
  pose proof (admitted_positive (K := Q_field) p _ strong_is_admitted) as W. change (0 < strong) in W.
  destruct (power_half_vanishes _ W) as [n H]. exists (first_strong + n)%nat. split; [lia |].
  apply Qlt_le_weak. refine (Qle_lt_trans _ _ _ _ H).
  eapply Qle_trans; [apply (power_grows (1 # 4) (1 # 2) _); lra | apply power_half_decreases; lia].
Qed.
Lemma later_any : (q <= $(2 # 3))%F.
Proof.
  destruct small_later as (later & Hl & small).
  destruct (digits_apart p m N b g strong later (S (S k)) strong_is_admitted further small window) as (kappa & L & Ap).
  apply (GeneralFamilies.K_general_any (euclidean (S (S N))) (inverse_evaluation m N b g strong)
    (inverse_solutions p m N b g strong) kappa (tenth (S (S k))) later Ap L P) with (A := A);
    [intros i n Hn; apply (digits_occur m N b g strong weak first_strong first_weak (Strong (Member i n))); cbn in *;
      lia
    | apply (digits_occur m N b g strong weak first_strong first_weak (Strong Limit) Logic.I) | exact halting |].
  intros iota Hi. apply (right (Strong iota)). destruct iota; cbn in *; [exact Logic.I | lia].
Qed.
Lemma later_halting : at_least P (ends A (information (Strong Limit)) (fun _ => True)) fone -> (q <= $(1 # 2))%F.
Proof.
  intros H1. destruct small_later as (later & Hl & small).
  destruct (digits_apart p m N b g strong later (S (S k)) strong_is_admitted further small window) as (kappa & L & Ap).
  apply (GeneralFamilies.K_general_halting (euclidean (S (S N))) (inverse_evaluation m N b g strong)
    (inverse_solutions p m N b g strong) kappa (tenth (S (S k))) later Ap L P) with (A := A);
    [intros i n Hn; apply (digits_occur m N b g strong weak first_strong first_weak (Strong (Member i n))); cbn in *;
      lia
    | apply (digits_occur m N b g strong weak first_strong first_weak (Strong Limit) Logic.I) | exact halting
    | exact H1 |].
  intros iota Hi. apply (right (Strong iota)). destruct iota; cbn in *; [exact Logic.I | lia].
Qed.
End Later.
Ltac below_strong := let j := fresh in intros j; match goal with h : forall j : nat, _ |- _ => specialize (h j); lra
  end.
Ltac prove_GeneralResults_C1_general_any :=
  first [ RefuteGeneralResults.prove_general_any | intros p k m N b g strong weak f1 f2; intros; eapply (later_any p k
    m N b g strong weak f1 f2); first [eassumption | below_strong] ].
Ltac prove_GeneralResults_C1_general_halting :=
  first [ RefuteGeneralResults.prove_general_halting | intros p k m N b g strong weak f1 f2; intros; eapply
    (later_halting p k m N b g strong weak f1 f2); first [eassumption | below_strong] ].
