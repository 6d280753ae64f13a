(** * Mutants of T5: boxes of which all data have one support, and boxes none of which can be trusted *)

From Coq Require Import ZArith QArith Qabs List Lqa Lia PeanoNat.
From Barriers Require Import Algorithms Probability Computation Sums Entries.
From Barriers Require Import OrderedFields Archimedean LinearSystems Regressions Programs TrustUndecidable.
From Mutants Require Import Verdicts.
Import ListNotations.
Open Scope Q_scope.

(** ** The coin *)

Ltac coin_is_wrong m holds :=
  let A := fresh in let k := fresh in let P := fresh in let Q := fresh in
  destruct (m (fun _ => holds) (fun _ _ _ => 0) 0%nat ltac:(tauto) (1 # 8) eq_refl) as [k A];
  apply attains_flip_inv in A as (? & ? & P & Q & A);
  pose proof (attains_le_one _ _ _ _ _ P); pose proof (attains_le_one _ _ _ _ _ Q);
  apply attains_output_inv in P; apply attains_output_inv in Q;
  destruct P as [P | P]; destruct Q as [Q | Q]; first [lra | exfalso; intuition congruence].
Ltac refute_TrustUndecidable_T5_sharp m := first [coin_is_wrong m True | coin_is_wrong m False].
Ltac one_side := first [constructor 2; [solve [intuition congruence] | lra] | constructor 1; lra].
Ltac prove_TrustUndecidable_T5_sharp :=
  let H := fresh in intros holds information n [H | H]; apply (attains_at_least _ _ O);
  first [ apply attains_flip with (p := 1) (q := 0); [one_side | one_side | lra]
        | apply attains_flip with (p := 0) (q := 1); [one_side | one_side | lra] ].

(** ** Always, or never, trusted *)

Lemma decided f (holds : nat -> Prop) b : (forall n, b = true <-> holds n) -> ~ undecidable f holds.
Proof.
  intros H (info & _ & B & _). specialize (B (Output b) 1). assert (L : 1 <= 1 # 2); [| lra].
  apply B. intros n. apply (attains_at_least _ _ O). constructor 2; [apply H | lra].
Qed.
Lemma always_refutes f (holds : nat -> Prop) : (forall n, holds n) -> undecidable f holds -> False.
Proof. intros H. apply (decided f holds true). intros n. split; auto. Qed.
Lemma never_refutes f (holds : nat -> Prop) : (forall n, ~ holds n) -> undecidable f holds -> False.
Proof. intros H. apply (decided f holds false). intros n. split; [discriminate | intros X; destruct (H n X)]. Qed.

Lemma jump_small n : 0 <= jump n <= 1 # 4.
Proof.
  destruct n as [| n]; [cbn; lra |]. cbn [jump power].
  assert (P : 0 < power (1 # 4) n) by (apply power_positive; lra).
  assert (power (1 # 4) n <= 1) by (induction n as [| n IH]; cbn [power] in *; [lra |];
    pose proof (power_positive (1 # 4) n eq_refl); specialize (IH ltac:(assumption)); lra). lra.
Qed.

(** ** P2 *)

Definition jumps (n : nat) : Q := @of_Q Q_field (jump n).
Lemma jumps_small n : 0 <= jumps n <= 1 # 4.
Proof.
  destruct (jump_small n) as [P L]. apply (@of_Q_le Q_field) in P, L. in_Q. fold (jumps n) in P, L.
  change (@of_Q Q_field 0) with 0 in P. assert (E : @of_Q Q_field (1 # 4) == 1 # 4) by reflexivity. lra.
Qed.
Lemma sum_in_Q (p q : Q) : @of_Q Q_field (p + q) == @of_Q Q_field p + @of_Q Q_field q.
Proof. apply (Ring_theory.morph_add (@of_Q_morph Q_field)). Qed.

Notation trusted := (@p2_trusted Q_field).
(** No data at all. *)
Lemma empty_box lambda eps eps_y a b : eps < 0 \/ eps_y < 0 -> trusted lambda eps eps_y a b.
Proof.
  intros H. exists (fun _ => true). intros alpha beta y H1 _ H3. exfalso.
  destruct H as [H | H]; apply (@of_Q_lt Q_field) in H; change (@of_Q Q_field 0) with 0 in H.
  - pose proof (@abs_nonneg Q_field (alpha - @of_Q Q_field a)). in_Q. lra.
  - pose proof (@abs_nonneg Q_field (y - 1)). in_Q. lra.
Qed.
(** Distances of rational numbers. *)
Ltac within := apply (proj2 (@abs_le_condition Q_field _ _)); in_Q; lra.
Ltac constants :=
  repeat match goal with
  | |- context [@of_Q Q_field ?q] =>
      tryif has_variables q then fail else (let v := eval vm_compute in (@of_Q Q_field q) in change (@of_Q Q_field q) with v)
  | H : context [@of_Q Q_field ?q] |- _ =>
      tryif has_variables q then fail else (let v := eval vm_compute in (@of_Q Q_field q) in change (@of_Q Q_field q) with v in H)
  end.

(** Two equal entries in the box. *)
Lemma overlap n : ~ trusted 1 1 0 (1 + 1 * 1 + jump n) 1.
Proof.
  intros [S T]. pose proof (jumps_small n) as J. specialize (T 2 2 1).
  rewrite !sum_in_Q in T. change (@of_Q Q_field (jump n)) with (jumps n) in T. unfold p2_solution in T. constants.
  apply (@p2_tie Q_field 2 2 1 (1 # 2) eq_refl S (Qeq_refl 2) eq_refl ltac:(vm_compute; reflexivity)).
  apply T; within.
Qed.
(** The first entry is larger in all of the box. *)
Lemma separated n : trusted 1 1 0 (1 + 3 * 1 + jump n) 1.
Proof.
  exists (fun j => (j =? 0)%nat). intros alpha beta y H1 H2 H3. pose proof (jumps_small n) as J.
  rewrite !sum_in_Q in H1. change (@of_Q Q_field (jump n)) with (jumps n) in H1. unfold p2_solution. constants.
  apply (@abs_le_condition Q_field) in H1, H2, H3. in_Q.
  apply (@p2_single Q_field); [reflexivity | apply (proj2 (@abs_lt_condition Q_field _ _)); in_Q; lra | in_Q; nra].
Qed.

Ltac room := first [lra | vm_compute; first [reflexivity | discriminate] | vm_compute; split; first [reflexivity | discriminate]].
Ltac refute_TrustUndecidable_T5_regression m :=
  let at_ lambda eps eps_y beta := (specialize (m Q_field lambda eps eps_y beta)) in
  first
    [ at_ 1 (-1 # 4) 0 1; eapply always_refutes; [| apply m; room]; intros n; cbv beta; apply empty_box; left; reflexivity
    | at_ 1 0 (-1 # 1) 1; eapply always_refutes; [| apply m; room]; intros n; cbv beta; apply empty_box; right; reflexivity
    | at_ 1 1 0 1; refine (always_refutes _ _ separated (m _ _ _ _ _)); room
    | at_ 1 1 0 1; refine (never_refutes _ _ overlap (m _ _ _ _ _)); room ].
(** The last hypothesis gives eps_y < 1. *)
Ltac prove_TrustUndecidable_T5_regression :=
  intros K lambda eps eps_y beta; intros;
  apply T5_regression; first [assumption | lra | split; [lra |]; apply Qnot_le_lt; intros ?; nra | exfalso; nra].

(** ** Linear programs *)

Notation lp := (@lp_trusted Q_field).
Ltac at_center T J :=
  rewrite !sum_in_Q in T; change (@of_Q Q_field (jump _)) with (jumps _) in T; constants.
Definition lp_overlaps (eps a b y1 : Q) (alpha beta y c1 c2 : nat -> Q) : Prop := forall n,
  (Qabs (alpha n - (a + jumps n)) <= eps /\ Qabs (beta n - b) <= eps /\ Qabs (y n - y1) <= eps /\ Qabs (c1 n - 1) <= eps /\
   Qabs (c2 n - 1) <= eps) /\ 0 < alpha n /\ 0 < beta n /\ 0 < y n /\ 0 < c1 n /\ beta n * c1 n == c2 n * alpha n.

Lemma modulus_is (t : Q) : @fabs Q_field t == Qabs t.
Proof.
  pose proof (@abs_spec Q_field t) as H. in_Q.
  destruct H as [[P E] | [P E]]; rewrite E; symmetry; [apply Qabs_pos | apply Qabs_neg]; exact P.
Qed.
Lemma lp_overlap eps a b y1 alpha beta y c1 c2 n :
  lp_overlaps (@of_Q Q_field eps) (@of_Q Q_field a) (@of_Q Q_field b) (@of_Q Q_field y1) alpha beta y c1 c2 -> ~ lp eps (a + jump n) b y1.
Proof.
  intros O [S T]. destruct (O n) as ((A & B & Y & C1 & C2) & Pa & Pb & Py & Pc & E).
  specialize (T (alpha n) (beta n) (y n) (c1 n) (c2 n)). rewrite sum_in_Q in T. in_Q. rewrite !modulus_is in T.
  apply (@lp_tie Q_field (alpha n) (beta n) (y n) (c1 n) (c2 n) Pa Py Pc S Pb E). apply T; assumption.
Qed.
Ltac overlapping :=
  let n := fresh "n" in intros n; pose proof (jumps_small n); cbv beta; constants;
  repeat split; try (apply (proj2 (Qabs_Qle_condition _ _))); lra.
Ltac exactly H x v :=
  apply (@abs_le_condition Q_field) in H; in_Q; assert (H' : x == v) by lra; clear H; rename H' into H.
(** One point, of which the first entry is larger. *)
Lemma lp_separated a n : @of_Q Q_field a == 2 -> lp 0 (a + jump n) 1 1.
Proof.
  intros E. exists (fun j => (j =? 0)%nat). intros alpha beta y c1 c2 H1 H2 H3 H4 H5. pose proof (jumps_small n) as J.
  rewrite sum_in_Q in H1. change (@of_Q Q_field (jump n)) with (jumps n) in H1. constants.
  exactly H1 alpha (2 + jumps n). exactly H2 beta 1. exactly H3 y 1. exactly H4 c1 1. exactly H5 c2 1.
  apply (@lp_single Q_field); in_Q; try lra. rewrite H2, H4, H5, H1. lra.
Qed.
(** One point that is infeasible. *)
Lemma lp_infeasible a n : @of_Q Q_field a == -1 # 1 -> ~ lp 0 (a + jump n) (-1 # 1) 1.
Proof.
  intros E [S T]. pose proof (jumps_small n) as J. specialize (T ((-1 # 1) + jumps n) (-1 # 1) 1 1 1).
  rewrite sum_in_Q in T. change (@of_Q Q_field (jump n)) with (jumps n) in T. constants. in_Q. rewrite !modulus_is in T.
  assert (Z : forall t s, t == s -> Qabs (t - s) <= 0) by (intros t s F; apply (proj2 (Qabs_Qle_condition _ _)); lra).
  destruct T as (x & [[[R B] _] _]); try (apply Z; lra).
  specialize (R 0%nat ltac:(lia)). destruct (B 0%nat ltac:(lia)) as [B0 _]. destruct (B 1%nat ltac:(lia)) as [B1 _].
  destruct (B 2%nat ltac:(lia)) as [B2 _]. cbn in R, B0, B1, B2. in_Q. nra.
Qed.
Ltac refute_TrustUndecidable_T5_program m :=
  let at_ eps beta y1 := (specialize (m Q_field eps beta y1)) in
  let never a b c d e := (eapply never_refutes; [| apply m; room]; let n := fresh "n" in intros n; cbv beta;
    apply (lp_overlap _ _ _ _ a b c d e); overlapping) in
  first
    [ at_ 1 1 2; never (fun _ : nat => 1) (fun _ : nat => 1) (fun _ : nat => 2) (fun _ : nat => 1) (fun _ : nat => 1)
    | at_ (1 # 2) 1 1; never (fun n => 2 + jumps n) (fun _ : nat => 1) (fun _ : nat => 1) (fun n => 1 + (1 # 2) * jumps n) (fun _ : nat => 1 # 2)
    | at_ 0 1 1; refine (always_refutes _ _ (fun n => lp_separated _ n _) (m _ _ _)); room
    | at_ 0 (-1 # 1) 1; refine (never_refutes _ _ (fun n => lp_infeasible _ n _) (m _ _)); room ].
