(** * Mutants of T3: two answers about one column

    The regression min 2 l |x| + (x - y)^2 and the program min c x subject to 0 <= x <= 1. *)

From Coq Require Import ZArith QArith Qabs List Lqa Lia PeanoNat Bool.
From Barriers Require Import Algorithms OrderedFields Archimedean LinearSystems Regressions TrustRegression Programs
  TrustProgram.
From Barriers Require Import TrustAnswers.
From Mutants Require Import Verdicts RefuteTrust.
Import ListNotations.
Open Scope Q_scope.

(** ** Answers *)

Definition any_oracle : oracle := fun _ _ => 0.
Definition signs (k : Z) : nat -> Z := fun _ => k.
Definition all_bounds (b : option (carrier Q_field)) : nat -> option (carrier Q_field) := fun _ => b.
Definition bounds (a b : bool) : nat -> bool * bool := fun _ => (a, b).

Ltac computed :=
  repeat match goal with H : _ |- _ => clear H end;
  first [vm_compute; first [reflexivity | discriminate | exact I | intros; first [reflexivity | discriminate |
    contradiction]]].
(** For the columns 0, ..., n - 1 with n <= 1. *)
Ltac for_columns tac :=
  let j := fresh "j" in let H := fresh in
  intros j H; first [exfalso; lia | destruct j; [tac () | exfalso; lia]].

(** The minimiser is x in every column. *)
Ltac names_by x :=
  exists (all_are x); split;
  [ lazymatch goal with
    | |- minimises _ _ _ _ _ _ _ _ =>
        apply T0_minimiser; [intros; computed | intros; computed | for_columns ltac:(fun _ => split; computed)]
    | |- optimal _ _ _ _ _ _ _ _ =>
        apply T0_optimal with (u := all_are 0);
        [ split; [intros; exfalso; lia | for_columns ltac:(fun _ => split; computed)]
        | for_columns ltac:(fun _ => split; computed) ]
    end
  | for_columns ltac:(fun _ => first [computed | repeat split; computed]) ].
Ltac named := first [names_by 1 | names_by 0 | names_by (-1 # 1) | names_by 2].

(** Witnesses of T1 and T2. *)
Ltac is_certified :=
  lazymatch goal with
  | |- certified_regression _ _ _ _ _ _ _ _ _ =>
      split; [intros; computed |];
      let at_ x := (exists (all_are x), (all_are (1 # 2)), (all_entries 1), (all_entries 0);
        split; [certify | split; [certify | split; certify]]) in
      first [at_ 1 | at_ (-1 # 1) | at_ 2]
  | |- certified_program _ _ _ _ _ _ _ _ _ =>
      let at_ x := (exists (all_are x), (all_are 0), (all_are 1), (all_are 1), (all_entries 0);
        split; [certify | split; [certify | split; [certify | split; certify]]]) in
      first [at_ 0 | at_ 1]
  end.
Ltac supposed :=
  lazymatch goal with
  | |- attains _ _ _ _ ?p => first [constructor 2; [named | computed] | constructor 1; computed]
  | |- forall _ : carrier _, _ => let t := fresh in let a := fresh in let b := fresh in
      intros t a b; unfold equals, all_bounds in a, b; in_Q; first [contradiction | lra]
  | |- ex _ => exists 1; let a := fresh in intros a; vm_compute in a; discriminate a
  | |- _ => first [is_certified | lia | computed | assumed]
  end.
Ltac answers m vs := at_values_by ltac:(fun _ => supposed) m vs; vm_compute in m; first [discriminate m | exact (m
  eq_refl) | contradiction].

(** Data y and threshold l of the regression, the columns S with the sign s; the answer k is given with "probability" p of
    the one and q of the other. *)
Ltac two_regressions m y1 l1 S1 s1 y2 l2 S2 s2 k p q :=
  answers m (Q_field ;; 1%nat ;; 1%nat ;; all_are 1 ;; all_are 0 ;; all_entries 1 ;; all_are y1 ;; all_are l1 ;; S1 ;;
    all_are s1 ;;
    all_entries 1 ;; all_are y2 ;; all_are l2 ;; S2 ;; all_are s2 ;; 0%nat ;; any_oracle ;; Output (signs k) ;;
      0%nat ;; 0%nat ;;
    p ;; q ;; tt).
Ltac refute_TrustAnswers_T3_regression m :=
  let at0 := constr:([0%nat]) in let no := constr:(@nil nat) in
  let plus_minus k p q := (two_regressions m 2 1 at0 1 (-2 # 1) 1 at0 (-1 # 1) k p q) in
  first
    [ plus_minus 1%Z 1 0 | plus_minus 1%Z 0 0 | plus_minus 1%Z 5 0 | plus_minus 1%Z 0 5
    | two_regressions m 2 0 at0 0 2 1 at0 1 1%Z 1 1 | two_regressions m 2 1 at0 1 2 0 at0 0 1%Z 1 1
    | two_regressions m 2 1 at0 1 2 1 at0 1 1%Z 1 1
    | two_regressions m 2 1 no 0 2 1 at0 1 1%Z 1 1 | two_regressions m 2 1 at0 1 2 1 no 0 1%Z 1 1 ].

(** n columns, their bounds, costs c and places; no rows. *)
Ltac two_programs m n lower upper c1 at1 c2 at2 a b p q :=
  answers m (Q_field ;; 0%nat ;; n ;; all_bounds lower ;; all_bounds upper ;; all_entries 0 ;; all_are 0 ;;
    all_are c1 ;; @nil nat ;;
    (fun _ : nat => at1) ;; all_entries 0 ;; all_are 0 ;; all_are c2 ;; @nil nat ;; (fun _ : nat => at2) ;; 0%nat ;;
      any_oracle ;;
    Output (bounds a b) ;; 0%nat ;; 0%nat ;; p ;; q ;; tt).
Ltac refute_TrustAnswers_T3_program m :=
  let zero := constr:(Some (0 : carrier Q_field)) in let one := constr:(Some (1 : carrier Q_field)) in
  let up_down p q := (two_programs m 1%nat zero one 1 AtLower (-1 # 1) AtUpper true false p q) in
  first
    [ up_down 1 0 | up_down 0 0 | up_down 5 0 | up_down 0 5
    | two_programs m 1%nat zero one 1 AtLower 1 AtLower true false 1 1
    | two_programs m 0%nat zero one 1 AtLower 1 AtUpper true false 1 1
    | two_programs m 1%nat zero zero 1 AtLower 1 Fixed true true 1 1
    | two_programs m 1%nat zero one 1 AtUpper 1 AtLower true false 1 1
    | two_programs m 1%nat zero one 1 AtLower 1 AtUpper true false 1 1 ].

(** ** What holds *)

(** A column that does not exist has no sign. *)
Lemma no_column {K : ordered_field} m n (weight ridge : nat -> K) A y l S s j : (n <= j)%nat ->
  certified_regression m n weight ridge A y l S s -> stated_sign S s j = 0%Z.
Proof.
  intros H (_ & x & w & M & N & (_ & B & _) & _). unfold stated_sign. destruct (in_dec Nat.eq_dec j S) as [I | I];
    [| reflexivity].
  apply B in I. lia.
Qed.
Ltac prove_TrustAnswers_T3_regression :=
  intros K m n weight ridge V R A1 y1 l1 S1 s1 A2 y2 l2 S2 s2 j C1 C2; intros;
  destruct (Nat.le_gt_cases n j) as [B | B];
  [ exfalso; match goal with D : stated_sign _ _ _ <> _ |- _ =>
      apply D; rewrite (no_column _ _ _ _ _ _ _ _ _ _ B C1), (no_column _ _ _ _ _ _ _ _ _ _ B C2); reflexivity end
  | eapply (T3_regression m n weight ridge V R A1 y1 l1 S1 s1 A2 y2 l2 S2 s2 j C1 C2 B); eassumption ].
(** A column without an upper bound, or without a lower one. *)
Ltac prove_TrustAnswers_T3_program :=
  intros K m n lower upper A1 b1 c1 B1 p1 A2 b2 c2 B2 p2 j C1 C2 Hj Ne; intros;
  eapply (T3_program m n lower upper A1 b1 c1 B1 p1 A2 b2 c2 B2 p2 j C1 C2 Hj); [intros; eapply Ne;
    eassumption | eassumption ..].
