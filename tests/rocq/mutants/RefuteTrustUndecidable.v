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
      tryif has_variables q then fail else (let v := eval vm_compute in (@of_Q Q_field q) in change (@of_Q Q_field q)
        with v)
  | H : context [@of_Q Q_field ?q] |- _ =>
      tryif has_variables q then fail else (let v := eval vm_compute in (@of_Q Q_field q) in change (@of_Q Q_field q)
        with v in H)
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

(** *** The minimisers of 2 t |x|_1 + (y - alpha x_1 - beta x_2)^2 *)

Lemma modulus_is (t : Q) : @fabs Q_field t == Qabs t.
Proof.
  pose proof (@abs_spec Q_field t) as H. in_Q.
  destruct H as [[P E] | [P E]]; rewrite E; symmetry; [apply Qabs_pos | apply Qabs_neg]; exact P.
Qed.
Notation least t alpha beta y :=
  (@minimises Q_field 1 2 (fun _ => 1) (fun _ => 0) (@p2_row Q_field alpha beta) (fun _ => y) (fun _ => t)).
Definition p2_cost (t alpha beta y u v : Q) : Q :=
  2 * t * (Qabs u + Qabs v) + (y - (alpha * u + beta * v)) * (y - (alpha * u + beta * v)).
Lemma least_cost t alpha beta y x : least t alpha beta y x <->
  forall x' : nat -> Q, p2_cost t alpha beta y (x 0%nat) (x 1%nat) <= p2_cost t alpha beta y (x' 0%nat) (x' 1%nat).
Proof.
  assert (E : forall z, @cost Q_field 1 2 (fun _ => 1) (fun _ => 0) (@p2_row Q_field alpha beta) (fun _ => y)
    (fun _ => t) z == p2_cost t alpha beta y (z 0%nat) (z 1%nat)).
  { intros z. unfold cost, residual, p2_row, p2_cost. cbn. in_Q. rewrite !modulus_is. ring. }
  unfold minimises. in_Q. split; intros H x'; specialize (H x'); rewrite !E in *; exact H.
Qed.
(** Where both correlations with the data are at most t, only 0. *)
Lemma least_zero t alpha beta y : 0 < t -> Qabs (alpha * y) <= t -> Qabs (beta * y) <= t ->
  @one_support Q_field 2 (least t alpha beta y) (fun _ => false).
Proof.
  intros T A B. assert (P : forall c u, Qabs c <= t -> c * u <= t * Qabs u).
  { intros c u H. apply (Qle_trans _ (Qabs (c * u))); [apply Qle_Qabs |]. rewrite Qabs_Qmult.
    apply Qmult_le_compat_r; [exact H | apply Qabs_nonneg]. }
  assert (D : forall u v, p2_cost t alpha beta y u v - y * y ==
    2 * (t * Qabs u - alpha * y * u) + 2 * (t * Qabs v - beta * y * v) +
    (alpha * u + beta * v) * (alpha * u + beta * v))
    by (intros; unfold p2_cost; ring).
  assert (Z : p2_cost t alpha beta y 0 0 == y * y) by (unfold p2_cost; cbn [Qabs Z.abs]; change (Qabs 0) with 0; ring).
  exists (fun _ => 0). split; [| split].
  - apply least_cost. intros x'. pose proof (P _ (x' 0%nat) A). pose proof (P _ (x' 1%nat) B).
    specialize (D (x' 0%nat) (x' 1%nat)). set (r := alpha * x' 0%nat + beta * x' 1%nat) in *.
    assert (0 <= r * r) by nra. rewrite Z. lra.
  - intros x' M. pose proof (proj1 (least_cost t alpha beta y x') M (fun _ => 0)) as L. cbv beta in L. rewrite Z in L.
    pose proof (P _ (x' 0%nat) A). pose proof (P _ (x' 1%nat) B). specialize (D (x' 0%nat) (x' 1%nat)).
    pose proof (Qabs_nonneg (x' 0%nat)). pose proof (Qabs_nonneg (x' 1%nat)).
    assert (R : alpha * x' 0%nat + beta * x' 1%nat == 0) by (set (r := alpha * x' 0%nat + beta * x' 1%nat) in *; nra).
    assert (S : t * (Qabs (x' 0%nat) + Qabs (x' 1%nat)) <= 0).
    { assert (E : alpha * y * x' 0%nat + beta * y * x' 1%nat == y * (alpha * x' 0%nat + beta * x' 1%nat)) by ring.
      rewrite R in E, D. lra. }
    assert (N : forall u, Qabs u <= 0 -> u == 0) by (intros u U; apply Qabs_Qle_condition in U; lra).
    intros [| [| j]] Hj; [| | lia]; apply N; nra.
  - intros j _. split; [discriminate | intros H; destruct H; reflexivity].
Qed.
(** Two vectors that cost the same. *)
Lemma least_two t alpha beta y (u v : Q) S : ~ u == 0 ->
  (forall a b, p2_cost t alpha beta y u 0 <= p2_cost t alpha beta y a b) ->
  (forall a b, p2_cost t alpha beta y 0 v <= p2_cost t alpha beta y a b) ->
  ~ @one_support Q_field 2 (least t alpha beta y) S.
Proof.
  intros N U V (x & _ & One & _).
  assert (M : forall a b : Q, (forall a' b', p2_cost t alpha beta y a b <= p2_cost t alpha beta y a' b') ->
    least t alpha beta y (fun j => match j with O => a | _ => b end)) by (intros; apply least_cost; auto).
  pose proof (One _ (M u 0 U) 0%nat ltac:(lia)) as E. pose proof (One _ (M 0 v V) 0%nat ltac:(lia)) as F.
  cbn in E, F. in_Q. apply N. rewrite E, F. reflexivity.
Qed.
Ltac exactly H x v :=
  apply (@abs_le_condition Q_field) in H; in_Q; assert (H' : x == v) by lra; clear H; rename H' into H.
Ltac one_point H1 H2 H3 alpha beta y n :=
  rewrite !sum_in_Q in H1; change (@of_Q Q_field (jump n)) with (jumps n) in H1; unfold p2_solution; constants;
  exactly H1 alpha (1 + jumps n); exactly H2 beta 1; exactly H3 y 1.
(** The data are too small for an entry. *)
Lemma all_zero n : trusted (14 # 5) 0 0 (1 + 2 * 0 + jump n) 1.
Proof.
  exists (fun _ => false). intros alpha beta y H1 H2 H3. pose proof (jumps_small n) as J.
  one_point H1 H2 H3 alpha beta y n. in_Q.
  apply least_zero; [reflexivity | |]; apply Qabs_Qle_condition; rewrite ?H1, ?H2, H3; split; lra.
Qed.
(** Just too small in the limit, where the entries are equal; else the first is larger. *)
Lemma jumps_positive n : 0 < jumps (S n).
Proof.
  assert (P : 0 < jump (S n)) by (apply power_positive; reflexivity).
  apply (@of_Q_lt Q_field) in P. exact P.
Qed.
Lemma zero_or_first n : trusted 2 0 0 (1 + 2 * 0 + jump n) 1.
Proof.
  destruct n as [| n].
  - exists (fun _ => false). intros alpha beta y H1 H2 H3. one_point H1 H2 H3 alpha beta y 0%nat.
    change (jumps 0) with 0 in H1. in_Q.
    apply least_zero; [reflexivity | |]; apply Qabs_Qle_condition; rewrite ?H1, ?H2, H3; split; lra.
  - exists (fun j => (j =? 0)%nat). intros alpha beta y H1 H2 H3. pose proof (jumps_positive n) as J.
    one_point H1 H2 H3 alpha beta y (S n).
    apply (@p2_single Q_field); in_Q; [reflexivity | rewrite modulus_is | rewrite H1, H3; lra].
    apply Qabs_Qlt_condition. split; lra.
Qed.
(** Nothing is paid for entries. *)
Lemma free n : ~ trusted 0 0 0 (1 + 2 * 0 + jump n) 1.
Proof.
  intros [S T]. pose proof (jumps_small n) as J. specialize (T (1 + jumps n) 1 1).
  rewrite !sum_in_Q in T. change (@of_Q Q_field (jump n)) with (jumps n) in T. unfold p2_solution in T. constants.
  assert (N : ~ 1 + jumps n == 0) by lra.
  apply (least_two (0 # 2) (1 + jumps n) 1 1 (/ (1 + jumps n)) 1 S).
  - intros E. assert (F : (1 + jumps n) * / (1 + jumps n) == 1) by (field; exact N). rewrite E in F. lra.
  - intros a b. unfold p2_cost. set (r := 1 - ((1 + jumps n) * a + 1 * b)). assert (0 <= r * r) by nra.
    rewrite Qmult_inv_r by exact N. lra.
  - intros a b. unfold p2_cost. set (r := 1 - ((1 + jumps n) * a + 1 * b)). assert (0 <= r * r) by nra. lra.
  - apply T; within.
Qed.
(** For beta < 0: the entries 1 and -1 are in the box. *)
Lemma opposite n : ~ trusted (1 # 2) 1 0 ((-1 # 2) + 2 * 1 + jump n) (-1 # 2).
Proof.
  intros [S T]. pose proof (jumps_small n) as J. specialize (T 1 (-1 # 1) 1).
  rewrite !sum_in_Q in T. change (@of_Q Q_field (jump n)) with (jumps n) in T. unfold p2_solution in T. constants.
  assert (L : forall a b, 7 # 16 <= p2_cost (1 # 4) 1 (-1 # 1) 1 a b).
  { intros a b. unfold p2_cost. pose proof (Qle_Qabs a). pose proof (Qle_Qabs (- b)) as B. rewrite Qabs_opp in B.
    assert (R : 0 <= (a - b - (3 # 4)) * (a - b - (3 # 4))) by (set (r := a - b - (3 # 4)); nra). lra. }
  apply (least_two (1 # 4) 1 (-1 # 1) 1 (3 # 4) (-3 # 4) S).
  - discriminate.
  - intros a b. eapply Qle_trans; [| apply L]. vm_compute. discriminate.
  - intros a b. eapply Qle_trans; [| apply L]. vm_compute. discriminate.
  - apply T; within.
Qed.

Ltac room := first [lra | vm_compute; first [reflexivity | discriminate] | vm_compute; split;
  first [reflexivity | discriminate]].
Ltac refute_TrustUndecidable_T5_regression m :=
  let at_ lambda eps eps_y beta := (specialize (m Q_field lambda eps eps_y beta)) in
  first
    [ at_ 1 (-1 # 4) 0 1; eapply always_refutes; [| apply m; room]; intros n; cbv beta; apply empty_box; left;
      reflexivity
    | at_ 1 0 (-1 # 1) 1; eapply always_refutes; [| apply m; room]; intros n; cbv beta; apply empty_box; right;
      reflexivity
    | at_ 1 1 0 1; refine (always_refutes _ _ separated (m _ _ _ _ _)); room
    | at_ 1 1 0 1; refine (never_refutes _ _ overlap (m _ _ _ _ _)); room
    | at_ (14 # 5) 0 0 1; eapply (always_refutes _ _ all_zero), m; room
    | at_ 2 0 0 1; eapply (always_refutes _ _ zero_or_first), m; room
    | at_ 0 0 0 1; eapply (never_refutes _ _ free), m; room
    | at_ (1 # 2) 1 0 (-1 # 2); eapply (never_refutes _ _ opposite), m; room ].

(** ** Linear programs *)

Notation lp := (@lp_trusted Q_field).
Ltac at_center T J :=
  rewrite !sum_in_Q in T; change (@of_Q Q_field (jump _)) with (jumps _) in T; constants.
Definition lp_overlaps (eps a b y1 : Q) (alpha beta y c1 c2 : nat -> Q) : Prop := forall n,
  (Qabs (alpha n - (a + jumps n)) <= eps /\ Qabs (beta n - b) <= eps /\ Qabs (y n - y1) <= eps /\ Qabs (c1 n - 1) <= eps
    /\
   Qabs (c2 n - 1) <= eps) /\ 0 < alpha n /\ 0 < beta n /\ 0 < y n /\ 0 < c1 n /\ beta n * c1 n == c2 n * alpha n.

Lemma lp_overlap eps a b y1 alpha beta y c1 c2 n :
  lp_overlaps (@of_Q Q_field eps) (@of_Q Q_field a) (@of_Q Q_field b) (@of_Q Q_field y1) alpha beta y c1 c2 -> ~ lp eps
    (a + jump n) b y1.
Proof.
  intros O [S T]. destruct (O n) as ((A & B & Y & C1 & C2) & Pa & Pb & Py & Pc & E).
  specialize (T (alpha n) (beta n) (y n) (c1 n) (c2 n)). rewrite sum_in_Q in T. in_Q. rewrite !modulus_is in T.
  apply (@lp_tie Q_field (alpha n) (beta n) (y n) (c1 n) (c2 n) Pa Py Pc S Pb E). apply T; assumption.
Qed.
Ltac overlapping :=
  let n := fresh "n" in intros n; pose proof (jumps_small n); cbv beta; constants;
  repeat split; try (apply (proj2 (Qabs_Qle_condition _ _))); lra.
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
(** *** At one point: the minimum of x_1 + x_2 + x_3 over x >= 0 with alpha x_1 + x_2 - x_3 = y *)

Lemma feasible_in_Q (alpha beta y : Q) (x : nat -> Q) :
  @feasible Q_field 1 3 (fun _ => Some 0) (fun _ => None) (@lp_row Q_field alpha beta) (fun _ => y) x <->
  alpha * x 0%nat + beta * x 1%nat - x 2%nat == y /\ 0 <= x 0%nat /\ 0 <= x 1%nat /\ 0 <= x 2%nat.
Proof.
  split.
  - intros [R B]. specialize (R 0%nat ltac:(lia)). destruct (B 0%nat ltac:(lia)) as [B0 _].
    destruct (B 1%nat ltac:(lia)) as [B1 _]. destruct (B 2%nat ltac:(lia)) as [B2 _]. cbn in R, B0, B1, B2. in_Q.
    repeat split; try assumption. rewrite <- R. ring.
  - intros (R & B0 & B1 & B2). split.
    + intros [| i] Hi; [| lia]. cbn. in_Q. rewrite <- R. ring.
    + intros [| [| [| j]]] Hj; [split; [assumption | exact I] .. | lia].
Qed.
Lemma one_optimum (alpha beta y c1 c2 : Q) (x : nat -> Q) (S : nat -> bool) :
  (alpha * x 0%nat + beta * x 1%nat - x 2%nat == y /\ 0 <= x 0%nat /\ 0 <= x 1%nat /\ 0 <= x 2%nat) ->
  (forall a b c, alpha * a + beta * b - c == y -> 0 <= a -> 0 <= b -> 0 <= c ->
    c1 * x 0%nat + c2 * x 1%nat + x 2%nat <= c1 * a + c2 * b + c /\
    (c1 * a + c2 * b + c <= c1 * x 0%nat + c2 * x 1%nat + x 2%nat -> a == x 0%nat /\ b == x 1%nat /\ c == x 2%nat)) ->
  (forall j, (j < 3)%nat -> S j = true <-> ~ x j == 0) ->
  @one_support Q_field 3 (@lp_solution Q_field alpha beta y c1 c2) S.
Proof.
  intros F M Su. assert (E : forall z : nat -> Q, @objective Q_field 3 (@lp_cost Q_field c1 c2) z ==
    c1 * z 0%nat + c2 * z 1%nat + z 2%nat) by (intros z; unfold objective; cbn; in_Q; ring).
  exists x. split; [| split; [| exact Su]].
  - split; [apply feasible_in_Q, F |]. intros z Z. apply feasible_in_Q in Z. destruct Z as (Z & Z0 & Z1 & Z2).
    in_Q. rewrite !E. apply M; assumption.
  - intros z [Z O]. apply feasible_in_Q in Z. destruct Z as (Z & Z0 & Z1 & Z2).
    specialize (O x (proj2 (feasible_in_Q _ _ _ _) F)).
    in_Q. rewrite !E in O. destruct (M _ _ _ Z Z0 Z1 Z2) as [_ G]. destruct (G O) as (G0 & G1 & G2).
    intros [| [| [| j]]] Hj; [exact G0 | exact G1 | exact G2 | lia].
Qed.
(** The second entry is larger. *)
Lemma lp_second a n : @of_Q Q_field a == 0 -> lp 0 (a + jump n) 1 1.
Proof.
  intros E. exists (fun j => (j =? 1)%nat). intros alpha beta y c1 c2 H1 H2 H3 H4 H5. pose proof (jumps_small n) as J.
  rewrite sum_in_Q in H1. change (@of_Q Q_field (jump n)) with (jumps n) in H1. constants.
  exactly H1 alpha (jumps n). exactly H2 beta 1. exactly H3 y 1. exactly H4 c1 1. exactly H5 c2 1.
  apply one_optimum with (x := fun j => if (j =? 1)%nat then 1 else 0); cbn [Nat.eqb].
  - rewrite H1, H2, H3. repeat split; lra.
  - intros u v w R U V W. rewrite H1, H2, H3 in R. rewrite H4, H5.
    assert (0 <= (1 - jumps n) * u) by nra. assert (V' : v == 1 - jumps n * u + w) by lra. rewrite V' in *.
    split; [lra |]. intros L. assert (U0 : u <= 0) by nra. assert (u == 0) by lra.
    assert (D : jumps n * u == 0) by nra. repeat split; lra.
  - intros [| [| [| j]]] Hj; cbn; try lia; split; try discriminate; try reflexivity; intros H; destruct H; reflexivity.
Qed.
(** There is nothing to pay for. *)
Lemma lp_nothing a b : lp 0 a b 0.
Proof.
  exists (fun _ => false). intros alpha beta y c1 c2 H1 H2 H3 H4 H5. constants.
  exactly H3 y 0. exactly H4 c1 1. exactly H5 c2 1.
  apply one_optimum with (x := fun _ => 0).
  - rewrite H3. repeat split; lra.
  - intros u v w R U V W. rewrite H4, H5. split; [lra |]. intros L. repeat split; lra.
  - intros j _. split; [discriminate | intros H; destruct H; reflexivity].
Qed.
Ltac refute_TrustUndecidable_T5_program m :=
  let at_ eps beta y1 := (specialize (m Q_field eps beta y1)) in
  let never a b c d e := (eapply never_refutes; [| apply m; room]; let n := fresh "n" in intros n; cbv beta;
    apply (lp_overlap _ _ _ _ a b c d e); overlapping) in
  first
    [ at_ 1 1 2; never (fun _ : nat => 1) (fun _ : nat => 1) (fun _ : nat => 2) (fun _ : nat => 1) (fun _ : nat => 1)
    | at_ (1 # 2) 1 1; never (fun n => 2 + jumps n) (fun _ : nat => 1) (fun _ : nat => 1) (fun n => 1 + (1 # 2) * jumps
      n) (fun _ : nat => 1 # 2)
    | at_ 0 1 1; refine (always_refutes _ _ (fun n => lp_separated _ n _) (m _ _ _)); room
    | at_ 0 (-1 # 1) 1; refine (never_refutes _ _ (fun n => lp_infeasible _ n _) (m _ _)); room
    | at_ 0 1 1; refine (always_refutes _ _ (fun n => lp_second _ n _) (m _ _ _)); room
    | at_ 0 1 0; eapply (always_refutes _ _ (fun n => lp_nothing _ _)), m; room ].

(** ** An entry beta = 0 is allowed: the proofs of T5 need that beta + eps is positive, or that 0 = y is not solvable *)

Section Zero.
Context {K : ordered_field}.
Add Field K_f : (K_field K) (morphism (of_Q_morph K), constants [f_cst], setoid (K_setoid K) (K_ext K)).
Open Scope field_scope.

Lemma regression_any (lambda eps eps_y beta : Q) : (0 < lambda -> 0 <= eps -> 0 <= beta -> 0 <= eps_y < 1 ->
  (1 # 2) * lambda < (beta + eps) * (1 - eps_y) -> undecidable (regression_evaluation eps beta)
    (fun n => @p2_trusted K lambda eps eps_y (beta + 2 * eps + jump n) beta))%Q.
Proof.
  intros Lp Ep Bp [Y0 Y1] Room. destruct (Qlt_le_dec 0 beta) as [P | P].
  { apply T5_regression; try assumption. split; assumption. }
  set (L := @of_Q K ((1 # 2) * lambda)). set (B := @of_Q K beta). set (E := @of_Q K eps). set (Y := @of_Q K eps_y).
  assert (Zero : (beta == 0)%Q) by Lqa.lra.
  assert (Pos : (0 < eps)%Q) by (apply Qnot_le_lt; intros N; assert (Z : (eps == 0)%Q) by Lqa.lra;
    rewrite Zero, Z in Room; Lqa.lra).
  assert (KL : 0 < L) by (apply (of_Q_lt K 0); Lqa.lra). assert (KE : 0 < E) by (apply (of_Q_lt K 0), Pos).
  assert (KB : B == 0) by (apply (of_Q_eq K beta 0), Zero). assert (KY : 0 <= Y) by (apply (of_Q_le K 0), Y0).
  assert (KY1 : Y < 1) by (apply (of_Q_lt K eps_y 1), Y1).
  assert (KR : L < (B + E) * (1 - Y)).
  { pose proof (of_Q_lt K _ _ Room) as R. rewrite (Ring_theory.morph_mul (of_Q_morph K) (beta + eps)%Q),
      (Ring_theory.morph_add (of_Q_morph K)), (Ring_theory.morph_sub (of_Q_morph K)) in R. exact R. }
  assert (KA : forall n, @of_Q K (beta + 2 * eps + jump n) == B + of_Q 2 * E + of_Q (jump n)).
  { intros n. rewrite !(Ring_theory.morph_add (of_Q_morph K)), (Ring_theory.morph_mul (of_Q_morph K)). reflexivity. }
  apply jump_undecidable; [apply regression_close | |].
  - intros [S T]. specialize (T (B + E) (B + E) 1). rewrite KA in T. change (@of_Q K (jump 0)) with (0 : K) in T.
    assert (F1 : fabs (B + E - (B + of_Q 2 * E + 0)) <= E) by (apply abs_le_condition; split; fra).
    assert (F2 : fabs (B + E - B) <= E) by (apply abs_le_condition; split; fra).
    assert (F3 : fabs ((1 : K) - 1) <= Y) by (apply abs_le_condition; split; fra).
    revert T. fold E B Y. intros T. specialize (T F1 F2 F3). revert T. unfold p2_solution. fold L.
    apply (p2_tie _ _ _ L KL); [reflexivity | fra |].
    assert (0 <= (B + E) * Y) by (apply mult_nonneg; fra). fra.
  - intros n Hn. exists (fun j => (j =? 0)%nat). intros alpha beta' y. rewrite KA. fold E B Y. intros H1 H2 H3.
    assert (J : 0 < @of_Q K (jump n)).
    { destruct n as [| n]; [lia |]. apply (of_Q_lt K 0). unfold jump. apply power_positive. reflexivity. }
    apply abs_le_condition in H1. apply abs_le_condition in H2. apply abs_le_condition in H3.
    unfold p2_solution. fold L. apply (p2_single _ _ _ L KL).
    + apply abs_lt_condition. split; fra.
    + assert (0 <= (alpha - (B + E)) * y) by (apply mult_nonneg; fra).
      assert (0 <= (B + E) * (y - (1 - Y))) by (apply mult_nonneg; fra). fra.
Qed.

(** For eps = 0 as well the limit 0 x_1 + 0 x_2 - x_3 = y has no solution. *)
Lemma program_any (eps beta y1 : Q) : (0 <= eps < 1 -> 0 <= beta -> eps < y1 ->
  undecidable (program_evaluation eps beta y1)
    (fun n => @lp_trusted K eps (eps + (beta + eps) * (1 + eps) / (1 - eps) + jump n) beta y1))%Q.
Proof.
  intros [E0 E1] Bp Yp. destruct (Qlt_le_dec 0 beta) as [P | P].
  { apply T5_program; try assumption. split; assumption. }
  set (q := ((beta + eps) * (1 + eps) / (1 - eps))%Q). assert (Zero : (beta == 0)%Q) by Lqa.lra.
  assert (Qe : (q * (1 - eps) == (beta + eps) * (1 + eps))%Q) by (unfold q; field; Lqa.lra).
  set (B := @of_Q K beta). set (E := @of_Q K eps). set (Y := @of_Q K y1). set (A := @of_Q K q).
  assert (KE : 0 <= E) by (apply (of_Q_le K 0), E0). assert (KE1 : E < 1) by (apply (of_Q_lt K eps 1), E1).
  assert (KB : B == 0) by (apply (of_Q_eq K beta 0), Zero). assert (KY : E < Y) by (apply (of_Q_lt K), Yp).
  assert (KQ : A * (1 - E) == (B + E) * (1 + E)).
  { pose proof (of_Q_eq K _ _ Qe) as R. rewrite !(Ring_theory.morph_mul (of_Q_morph K)),
      !(Ring_theory.morph_add (of_Q_morph K)), (Ring_theory.morph_sub (of_Q_morph K)) in R. exact R. }
  assert (KA : forall n, @of_Q K (eps + q + jump n) == E + A + of_Q (jump n)).
  { intros n. rewrite !(Ring_theory.morph_add (of_Q_morph K)). reflexivity. }
  assert (Ap : 0 <= A).
  { destruct (lt_le_dec A 0) as [N | N]; [exfalso | exact N]. assert (0 < - A * (1 - E)) by (apply mult_positive; fra).
    assert (0 <= (B + E) * (1 + E)) by (apply mult_nonneg; fra). fra. }
  apply jump_undecidable; [apply program_close | |].
  - intros [S T]. specialize (T A (B + E) Y (1 + E) (1 - E)). fold q in T. rewrite KA in T.
    change (@of_Q K (jump 0)) with (0 : K) in T. fold E B Y in T.
    assert (F1 : fabs (A - (E + A + 0)) <= E) by (apply abs_le_condition; split; fra).
    assert (F2 : fabs (B + E - B) <= E) by (apply abs_le_condition; split; fra).
    assert (F3 : fabs (Y - Y) <= E) by (apply abs_le_condition; split; fra).
    assert (F4 : fabs (1 + E - 1) <= E) by (apply abs_le_condition; split; fra).
    assert (F5 : fabs (1 - E - 1) <= E) by (apply abs_le_condition; split; fra).
    specialize (T F1 F2 F3 F4 F5). destruct (lt_le_dec 0 E) as [Ep | Ep].
    + assert (0 < A).
      { apply lt_not_le. intros N. assert (0 <= - A * (1 - E)) by (apply mult_nonneg; fra).
        assert (0 < (B + E) * (1 + E)) by (apply mult_positive; fra). fra. }
      revert T. apply lp_tie; fra.
    + assert (Ez : E == 0) by fra. assert (Az : A == 0).
      { transitivity (A * (1 - E)); [rewrite Ez; ring |]. rewrite KQ, KB, Ez. ring. }
      destruct T as (x & [[R X] _] & _). specialize (R 0%nat ltac:(lia)). destruct (X 2%nat ltac:(lia)) as [X2 _].
      cbn in R, X2. rewrite Az, KB, Ez in R. fra.
  - intros n Hn. exists (fun j => (j =? 0)%nat). intros alpha beta' y c1 c2. fold q. rewrite KA. fold E B Y.
    intros H1 H2 H3 H4 H5.
    assert (J : 0 < @of_Q K (jump n)).
    { destruct n as [| n]; [lia |]. apply (of_Q_lt K 0). unfold jump. apply power_positive. reflexivity. }
    apply abs_le_condition in H1. apply abs_le_condition in H2. apply abs_le_condition in H3.
    apply abs_le_condition in H4. apply abs_le_condition in H5. apply lp_single; try fra.
    assert (0 <= (c2 - (1 - E)) * alpha) by (apply mult_nonneg; fra).
    assert (0 < (alpha - A) * (1 - E)) by (apply mult_positive; fra).
    assert (0 <= (B + E - beta') * c1) by (apply mult_nonneg; fra).
    assert (0 <= (B + E) * (1 + E - c1)) by (apply mult_nonneg; fra). fra.
Qed.
End Zero.
Ltac prove_TrustUndecidable_T5_program :=
  intros K eps beta y1; intros; apply program_any; first [assumption | lra].
(** The last hypothesis gives eps_y < 1. *)
Ltac prove_TrustUndecidable_T5_regression :=
  intros K lambda eps eps_y beta; intros;
  let side := first [assumption | lra | split; [lra |]; apply Qnot_le_lt; intros ?; nra | exfalso; nra] in
  first [apply T5_regression; side | apply regression_any; side].
