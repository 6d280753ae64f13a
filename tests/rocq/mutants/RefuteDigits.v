(** * Mutants of C1: the first index of the inputs does not matter where all later ones are asked for *)

From Coq Require Import QArith Qabs List Lqa Lia PeanoNat.
From Barriers Require Import OrderedFields Archimedean Algorithms Computation Sharpness.
From Barriers Require Import Sums Optimisation Distances Entries Digits.
From Mutants Require Import Verdicts Coordinates RefuteComputation RefuteDigitsInputs.
Import ListNotations.
Open Scope Q_scope.

(** ** Parameters *)

Lemma small_from w q : 0 < w -> 0 <= q -> q <= 1 # 2 -> forall n, power (1 # 2) n < w -> power q (S (S n)) < w.
Proof.
  intros W P L n H. pose proof (power_grows q (1 # 2) (S (S n)) P L).
  pose proof (power_half_decreases n (S (S n)) ltac:(lia)). lra.
Qed.
Ltac prove_Digits_C1_parameters :=
  let V := fresh "V" in let A := fresh "A" in let B := fresh "B" in let C := fresh "C" in let D := fresh "D" in
    let E := fresh "E" in
  let W := fresh "W" in let n := fresh "n" in let H := fresh "H" in
  intros p k V; cbv zeta; destruct (C1_parameters p k V) as (A & B & C & D & E & _);
  pose proof (admitted_positive (K := Q_field) p _ C) as W; change (0 < entry p (S k)) in W;
  destruct (power_half_vanishes _ W) as [n H];
  repeat (split; [assumption |]); exists (S (S n)); split; [lia |];
  split; first [apply Qlt_le_weak | idtac]; apply (small_from _ _) with (n := n);
    first [lra | discriminate | reflexivity | assumption].
Lemma between_powers w n : power (1 # 4) n == w -> (1 # 16) < w -> w < 1 # 4 -> False.
Proof.
  intros E L U. destruct n as [| [| n]]; [cbn in E; lra | cbn in E; lra |].
  assert (G : power (1 # 4) n <= 1) by (clear; induction n as [| n IH]; cbn; lra). cbn in E. lra.
Qed.
Lemma between_powers' w n : power (1 # 4) n == w -> (1 # 4) < w -> w < 1 -> False.
Proof.
  intros E L U. destruct n as [| n]; [cbn in E; lra |].
  assert (G : power (1 # 4) n <= 1) by (clear; induction n as [| n IH]; cbn; lra). cbn in E. lra.
Qed.
Ltac refute_Digits_C1_parameters m :=
  let n := fresh "n" in let a := fresh "a" in let b := fresh "b" in let c := fresh "c" in
  first
    [ specialize (m (P1 (99 # 100)) O); met_by ltac:(fun _ => split; [discriminate | reflexivity]) m; cbv zeta in m;
      destruct m as (_ & _ & _ & _ & _ & m);
      first
        [ destruct (m O) as [a _]; lia
        | destruct m as (n & a & b & c);
          first [ subst n; vm_compute in b; apply b; reflexivity
                | apply between_powers in b; [exact b | reflexivity | reflexivity]
                | apply between_powers' in c; [exact c | reflexivity | reflexivity] ] ]
    | specialize (m (P1 2) O); cbv zeta in m; destruct m as [m _]; vm_compute in m; discriminate m ].

(** ** Information: at index 0 the answers about the limit may be too far off *)

Ltac refute_Digits_C1_admissible m :=
  let a := fresh "a" in
  let at_ i iota := (specialize (m O O (fun _ => 0) (fun _ => 0) (1 # 2) (1 # 2) i i);
    met_by ltac:(fun _ => first [lia | exact I | apply le_n]) m; specialize (m iota);
    met_by ltac:(fun _ => first [apply le_n | cbn; lia]) m;
    first [destruct (m 1%nat O) as [_ a] | destruct (m O O) as [_ a]]; vm_compute in a; apply a; reflexivity) in
  first
    [ specialize (m O O (fun _ => 0) (fun _ => 0) (1 # 2) (1 # 2) O 1%nat); met_by ltac:(fun _ => lia) m;
      specialize (m (Strong (Member One 0))); met_by ltac:(fun _ => apply le_n) m; destruct (m 1%nat O) as [_ a];
        vm_compute in a; apply a; reflexivity
    | specialize (m O O (fun _ => 0) (fun _ => 0) (1 # 2) (1 # 2) 1%nat O); met_by ltac:(fun _ => lia) m;
      specialize (m (Weak One 0)); met_by ltac:(fun _ => apply le_n) m; destruct (m 1%nat O) as [_ a]; vm_compute in a;
        apply a; reflexivity
    | specialize (m O O (fun _ => 0) (fun _ => 0) (1 # 2) (1 # 2) 1%nat 1%nat); met_by ltac:(fun _ => lia) m;
      specialize (m (Strong (Member One 0))); destruct (m 1%nat O) as [_ a]; vm_compute in a; apply a; reflexivity ].

(** ** (i), from any index on *)

Section Strong.
Variables (p : program) (k m N : nat) (b g : nat -> Q) (strong weak : Q) (f1 f2 : nat).
Hypothesis strong_admitted : admitted p strong.
Hypothesis window : in_window (tenth (S (S k))) (coefficient p strong).
Hypothesis further : forall j, 0 <= g j < strong.

Lemma strong_any :
  (forall t q, halts_almost_surely (digits_information m N b g strong weak (Strong Limit)) t ->
    (forall iota, in_omega f1 f2 iota -> probability_at_least (digits_information m N b g strong weak iota)
      (correct p m N b g strong weak (tenth (S (S k))) iota) q t) -> q <= 1 # 2) /\
  (forall t q, (forall iota, in_omega f1 f2 iota -> probability_at_least (digits_information m N b g strong weak iota)
      (correct p m N b g strong weak (tenth (S (S k))) iota) q t) -> q <= 2 # 3).
Proof.
  pose proof (admitted_positive (K := Q_field) p _ strong_admitted) as W. change (0 < strong) in W.
  destruct (power_half_vanishes _ W) as [n H]. set (first := (f1 + S (S n))%nat).
  assert (L : power (1 # 4) first <= strong).
  { unfold first. replace (f1 + S (S n))%nat with (S (S (f1 + n))) by lia. apply Qlt_le_weak.
    apply small_from; [exact W | discriminate | discriminate |].
    pose proof (power_half_decreases n (f1 + n) ltac:(lia)). lra. }
  destruct (window_rational _ _ window) as (C0 & C1 & _). pose proof (tenth_above_0 (S (S k))).
  destruct (C1_fork p m N b g strong first strong_admitted further ltac:(unfold first; lia) L (tenth (S (S k))))
    as (_ & F & F' & _);
    [lra | lra | exact C1 |].
  assert (In : forall iota, is_input first iota -> in_omega f1 f2 (Strong iota)).
  { intros [| i j]; cbn; unfold first; [trivial | lia]. }
  split; [intros t q A B; apply (F' t q A) | intros t q B; apply (F t q)]; intros iota Hi;
    apply (B (Strong iota) (In iota Hi)).
Qed.
End Strong.

Ltac below := let j := fresh in intros j; match goal with h : forall j : nat, _ |- _ => specialize (h j); lra end.
Ltac prove_Digits_C1_halting :=
  intros p k m N b g strong weak f1 f2; intros;
  match goal with |- ?q <= _ => idtac end;
  eapply (fun A B C => proj1 (strong_any p k m N b g strong weak f1 f2 A B C)); try eassumption; try below;
  intros; match goal with h : forall iota : input, _ |- _ => apply h end.
Ltac prove_Digits_C1_any :=
  intros p k m N b g strong weak f1 f2; intros;
  eapply (fun A B C => proj2 (strong_any p k m N b g strong weak f1 f2 A B C)); try eassumption; try below;
  intros; match goal with h : forall iota : input, _ |- _ => apply h end.

(** ** The constants of (i) at the entries 64 and 6, and what each assumption excludes *)

(** What is assumed: [halts] and [right] are told, the rest is computed. *)
Ltac of_inputs halts right :=
  lazymatch goal with
  | |- halts_almost_surely _ _ => exact halts
  | |- forall iota, in_omega 1 1 iota -> probability_at_least _ _ _ _ => exact right
  | |- exists iota, in_omega 1 1 iota -> _ => exists (Strong Limit); exact corner_at_limit
  | |- in_omega _ _ _ => exact I
  | |- _ => shown
  end.
Ltac at_inputs m p N g strong weak t q halts right :=
  specialize (m p O O N none g strong weak 1%nat 1%nat); met_by ltac:(fun _ => of_inputs halts right) m;
  specialize (m t q); met_by ltac:(fun _ => of_inputs halts right) m; clear - m; absurd_by_computing m.
(** An output that is right on all inputs. *)
Ltac output_at m p N g strong weak x near :=
  at_inputs m p N g strong weak (Output x) 1 (surely_halts (digits_information 0 N none g strong weak (Strong Limit)) x)
    (fun (iota : input) (_ : in_omega 1 1 iota) => surely (digits_information 0 N none g strong weak iota)
       (correct p 0 N none g strong weak (tenth 2) iota) x 1 (Qle_refl 1) (near strong weak iota)).
Ltac refute_digits m :=
  let nothing q := (at_inputs m p1 0%nat none 64 6 (Output origin) q (surely_halts (told (Strong Limit)) origin)
    (fun iota (_ : in_omega 1 1 iota) => zero_attained (told iota) (correct p1 0 0 none none 64 6 (tenth 2) iota)
      origin)) in
  first
    [ at_inputs m p1 0%nat none 64 6 (tell (one_of 64) (one_of 6)) (1 # 2) coins_halt coins_right
    | at_inputs m p1 0%nat none 64 6 (tell (thirds 64) (thirds 6)) (2 # 3) I thirds_right
    | at_inputs m p1 0%nat none 64 6 (Output (pair (K := Q_field) (1 # 64) 0)) 1
        (surely_halts (told (Strong Limit)) (pair (K := Q_field) (1 # 64) 0)) I
    | output_at m p1 1%nat (third 998) 64 6 origin zero_998 | output_at m p1 1%nat (third 998) 64 999 origin zero_998
    | output_at m p1 1%nat (third 998) 1000 999 origin zero_998
    | output_at m (P3 (K := Q_field) 100) 0%nat none 64 6 origin (fun s w : Q => lambda_100)
    | nothing 0 | nothing 5 ].
Ltac refute_Digits_C1_halting m := refute_digits m.
Ltac refute_Digits_C1_any m := refute_digits m.
