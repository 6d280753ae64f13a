(** * T5: no algorithm decides whether a support can be trusted

    Xi says whether all data of a box have one minimiser with the same support.  P2 with one row: the box about (beta +
    2 eps, beta) contains two equal entries, hence several minimisers; in the box about (beta + 2 eps + 4^-n, beta) the
    first entry is larger throughout, so all supports are {1}.  A linear program with one row: the same, with uncertain
    costs.  So Xi jumps on a jump family.  Data, eps and the family are rational; the box has all its points in an
    ordered field K, such as the rational or the real numbers.

    Idea.  J for the answers "yes" and "no".  An algorithm that may say "open" and is never wrong: the run on iota_0 is
    the same on iota_n, so the answer can be neither "yes" nor "no". *)

From Coq Require Import ZArith QArith Qabs Lqa Lia PeanoNat List Ring_theory.
From Barriers Require Import Algorithms Probability Computation Sums Entries.
From Barriers Require Import OrderedFields LinearSystems Regressions Programs.
Import ListNotations.

(** ** T5: a jump family of truth values *)

Open Scope Q_scope.

(** The answers of an algorithm that may be partial, and when one is not wrong. *)
Inductive verdict := Yes | No | Open.
Definition sound (holds : Prop) (v : verdict) : Prop := match v with Yes => holds | No => ~ holds | Open => True end.

(** (i) No algorithm decides Xi with probability > 1/2 on every input.  (ii) One that is never wrong with yes and no
    says "open" on iota_0, if it halts there, and wherever the answers are the same up to some level; so on all iota_n,
    n > m. *)
Definition undecidable (evaluation : nat -> nat -> Q) (holds : nat -> Prop) : Prop :=
  exists information, (forall n, admissible (evaluation n) (information n)) /\
    (forall t q, (forall n, probability_at_least (information n) (fun v : bool => v = true <-> holds n) q t) ->
      q <= 1 # 2) /\
    forall t, (forall n steps w v r, run steps w (information n) t = Some (v, r) -> sound (holds n) v) ->
      forall steps w v r, run steps w (information O) t = Some (v, r) -> v = Open /\ exists m,
        (forall o, agree m (information O) o -> run steps w o t = Some (Open, r)) /\
        forall n, (m < n)%nat -> agree m (information O) (information n).

Lemma highest (r : transcript) : exists m, forall k l v, In (k, l, v) r -> (l <= m)%nat.
Proof.
  induction r as [| [[k l] v] r [m IH]]; [exists O; intros k l v [] |]. exists (Nat.max l m).
  intros k' l' v' [E | H]; [injection E as _ <- _; lia | pose proof (IH _ _ _ H); lia].
Qed.

Lemma jump_undecidable f (holds : nat -> Prop) :
  (forall n k, (1 <= n)%nat -> Qabs (f n k - f O k) <= power (1 # 4) n) ->
  ~ holds O -> (forall n, (1 <= n)%nat -> holds n) -> undecidable f holds.
Proof.
  intros Close H0 Hn. exists (jump_information f).
  assert (Agree : forall m n, (m < n)%nat -> agree m (jump_information f O) (jump_information f n)).
  { intros m n L. destruct n as [| n]; [lia |]. apply (as_limit_agrees (f O) (f (S n)) (S n) m). lia. }
  split; [intros n; apply (J_admissible f Close) | split].
  - intros t q B. apply Qnot_lt_le. intros C. destruct (above_half _ _ t q C (B O)) as [m Not].
    apply (Not (jump_information f (S m)) (fun v => v = true <-> holds (S m))); [apply Agree; lia | | apply B].
    intros v V0 V1. apply H0, V0, V1, Hn. lia.
  - intros t Sound steps w v r R. destruct (highest r) as [m L].
    assert (Same : forall o, agree m (jump_information f O) o -> run steps w o t = Some (v, r)).
    { intros o A. apply (same_run (jump_information f O) o m); assumption. }
    assert (V : v = Open).
    { pose proof (Sound _ _ _ _ _ R) as S0. pose proof (Sound _ _ _ _ _ (Same _ (Agree m (S m) (le_n _)))) as S1.
      destruct v; [contradiction | destruct S1; apply Hn; lia | reflexivity]. }
    subst v. split; [reflexivity |]. exists m. split; [exact Same | intros n; apply Agree].
Qed.

(** The coin between yes and no attains 1/2. *)
Theorem T5_sharp (holds : nat -> Prop) (information : nat -> oracle) n : holds n \/ ~ holds n ->
  probability_at_least (information n) (fun v : bool => v = true <-> holds n) (1 # 2) (Flip (Output true)
    (Output false)).
Proof.
  intros D. apply (attains_at_least _ _ O). destruct D as [H | H].
  - apply attains_flip with (p := 1) (q := 0); [constructor 2; [tauto | lra] | constructor 1; lra | lra].
  - apply attains_flip with (p := 0) (q := 1); [constructor 1; lra | constructor 2; [| lra] | lra].
    split; [discriminate | contradiction].
Qed.

(** The number that jumps: by 4^-n on iota_n. *)
Definition jump (n : nat) : Q := match n with O => 0 | S _ => power (1 # 4) n end.

(** P2 with one row: the entries beta + 2 eps and beta, and y = 1. *)
Definition regression_evaluation (eps beta : Q) (n : nat) : nat -> Q :=
  data 1 2 (fun _ => Sums.pair (beta + 2 * eps + jump n) beta) (fun _ => 1).

(** The linear program with one row: the entries (eps + (beta + eps) (1 + eps)/(1 - eps), beta, -1), y_1,
  and the costs. *)
Definition program_evaluation (eps beta y1 : Q) (n : nat) : nat -> Q :=
  data 1 3 (fun _ j => match j with
      O => eps + (beta + eps) * (1 + eps) / (1 - eps) + jump n | S O => beta | _ => -1 end)
    (fun i => match i with O => y1 | _ => 1 end).

Lemma jump_close n a b : (1 <= n)%nat -> a == b \/ a == b + jump n -> Qabs (a - b) <= power (1 # 4) n.
Proof.
  intros Hn E. destruct n as [| n]; [lia |]. assert (0 < power (1 # 4) (S n)) by (apply power_positive; lra).
  unfold jump in E. apply Qabs_Qle_condition. destruct E as [E | E]; rewrite E; lra.
Qed.

Lemma regression_close eps beta n k : (1 <= n)%nat ->
  Qabs (regression_evaluation eps beta n k - regression_evaluation eps beta O k) <= power (1 # 4) n.
Proof.
  intros Hn. apply jump_close; [exact Hn |]. unfold regression_evaluation, data.
  destruct (k <? 1 * 2)%nat; [| left; reflexivity].
  destruct (k mod 2)%nat as [| [| j]]; simpl; [right | left | left]; lra.
Qed.

Lemma program_close eps beta y1 n k : (1 <= n)%nat ->
  Qabs (program_evaluation eps beta y1 n k - program_evaluation eps beta y1 O k) <= power (1 # 4) n.
Proof.
  intros Hn. apply jump_close; [exact Hn |]. unfold program_evaluation, data.
  destruct (k <? 1 * 3)%nat; [| left; reflexivity].
  destruct (k mod 3)%nat as [| [| j]]; [right | left | left]; try reflexivity.
  simpl jump at 2. lra.
Qed.

Section Field.
Context {K : ordered_field}.
Add Field K_f : (K_field K) (morphism (of_Q_morph K), constants [f_cst], setoid (K_setoid K) (K_ext K)).
Open Scope field_scope.

(** All solutions are one, and this has the support S. *)
Definition one_support (N : nat) (solutions : (nat -> K) -> Prop) (S : nat -> bool) : Prop :=
  exists x, solutions x /\ (forall x', solutions x' -> forall j, (j < N)%nat -> x' j == x j) /\
    forall j, (j < N)%nat -> S j = true <-> ~ x j == 0.

(** *** P2: min lambda |x|_1 + |Ax - y|_2^2 with A = (alpha, beta) *)

Definition p2_row (alpha beta : K) : nat -> nat -> K := fun _ j => match j with O => alpha | _ => beta end.
Definition p2_solution (lambda : Q) (alpha beta y : K) : (nat -> K) -> Prop :=
  minimises 1 2 (fun _ => 1) (fun _ => 0) (p2_row alpha beta) (fun _ => y) (fun _ => of_Q ((1 # 2) * lambda)).

(** Xi: the data (alpha, beta, y) are within eps, eps, eps_y of (a, b, 1). *)
Definition p2_trusted (lambda eps eps_y a b : Q) : Prop := exists S, forall alpha beta y : K,
  fabs (alpha - of_Q a) <= of_Q eps -> fabs (beta - of_Q b) <= of_Q eps -> fabs (y - 1) <= of_Q eps_y ->
  one_support 2 (p2_solution lambda alpha beta y) S.

Section Row.
Variables (alpha beta y threshold : K).
Let l : nat -> K := fun _ => threshold.

Lemma p2_correlation x j : correlation 1 2 (fun _ => 1) (fun _ => 0) (p2_row alpha beta) (fun _ => y) x j ==
  p2_row alpha beta O j * (y - (alpha * x O + beta * x 1%nat)).
Proof. unfold correlation, inner, residual, column, p2_row. destruct j; simpl; ring. Qed.

(** The stationary points: all correlations at the threshold or, off the support, below. *)
Lemma p2_minimiser x : optimality 1 2 (fun _ => 1) (fun _ => 0) (p2_row alpha beta) (fun _ => y) l x ->
  minimises 1 2 (fun _ => 1) (fun _ => 0) (p2_row alpha beta) (fun _ => y) l x.
Proof. intros O. apply T0_minimiser; [intros; fra | intros; fra | exact O]. Qed.

Hypothesis threshold_positive : 0 < threshold.

Lemma p2_single : fabs beta < alpha -> threshold < alpha * y ->
  one_support 2 (minimises 1 2 (fun _ => 1) (fun _ => 0) (p2_row alpha beta) (fun _ => y) l) (fun j => (j =? 0)%nat).
Proof.
  intros B P. pose proof (abs_nonneg beta) as B0. assert (A : ~ alpha == 0) by fra.
  pose proof (mult_inv_r alpha A) as I.
  assert (Ip : 0 < / alpha).
  { apply lt_not_le. intros H. assert (0 <= alpha * - / alpha) by (apply mult_nonneg; fra). fra. }
  set (rest := threshold * / alpha). set (t := (y - rest) * / alpha). set (x j := match j with O => t | _ => 0 end : K).
  assert (R0 : alpha * rest == threshold) by (unfold rest; setoid_replace (alpha * (threshold * / alpha))
    with (threshold * (alpha * / alpha)) by ring; rewrite I; ring).
  assert (T0 : alpha * t == y - rest) by (unfold t; setoid_replace (alpha * ((y - rest) * / alpha))
    with ((y - rest) * (alpha * / alpha)) by ring; rewrite I; ring).
  assert (Rest : y - (alpha * x O + beta * x 1%nat) == rest) by (simpl; rewrite T0; ring).
  assert (Rp : 0 < rest) by (unfold rest; apply mult_positive; fra).
  assert (Tp : 0 < t).
  { unfold t. apply mult_positive; [| exact Ip]. apply lt_not_le. intros H.
    assert (0 <= alpha * (rest - y)) by (apply mult_nonneg; fra). fra. }
  assert (Small : fabs (beta * rest) < threshold).
  { rewrite abs_mult. assert (E : fabs rest == rest) by (pose proof (abs_spec rest); fra). rewrite E, <- R0.
    assert (0 < (alpha - fabs beta) * rest) by (apply mult_positive; fra). fra. }
  assert (Opt : optimality 1 2 (fun _ => 1) (fun _ => 0) (p2_row alpha beta) (fun _ => y) l x).
  { intros j Hj. rewrite (p2_correlation x j), Rest. unfold l. destruct j as [| [| j]]; [| | lia]; simpl.
    - rewrite R0. pose proof (abs_spec t). assert (E : fabs t == t) by fra. rewrite E.
      split; [pose proof (abs_spec threshold); fra | ring].
    - split; [fra |]. pose proof (abs_spec (0 : K)). assert (E : fabs (0 : K) == 0) by fra. rewrite E. ring. }
  exists x. split; [apply p2_minimiser, Opt | split].
  - apply (one_minimiser 1 2 (fun _ => 1) (fun _ => 0))
      with (lambda := l) (A := p2_row alpha beta) (y := fun _ => y) (S := [O]);
      try (intros; fra); [exact Opt | repeat constructor; intros [] | intros i [<- | []]; lia | |].
    + intros j Hj N. rewrite (p2_correlation x j), Rest.
      destruct j as [| [| j]]; [destruct N; simpl; auto | exact Small | lia].
    + intros e Z i [<- | []]. specialize (Z O (or_introl eq_refl)). unfold gram, inner, column, p2_row in Z. simpl in Z.
      assert (Q : alpha * alpha * e O == 0) by (rewrite <- Z; ring).
      setoid_replace (e O) with (alpha * / alpha * (alpha * / alpha) * e O) by (rewrite I; ring).
      setoid_replace (alpha * / alpha * (alpha * / alpha) * e O) with (/ alpha * / alpha * (alpha * alpha * e O))
        by ring.
      rewrite Q. ring.
  - intros j Hj. destruct j as [| [| j]]; [| | lia]; simpl; split; intros; try easy; [fra | contradiction H;
      reflexivity].
Qed.

(** Two equal entries: at least two minimisers. *)
Lemma p2_tie S : alpha == beta -> 0 < alpha -> threshold < alpha * y ->
  ~ one_support 2 (minimises 1 2 (fun _ => 1) (fun _ => 0) (p2_row alpha beta) (fun _ => y) l) S.
Proof.
  intros Eq A P (x & _ & One & _). assert (An : ~ alpha == 0) by fra. pose proof (mult_inv_r alpha An) as I.
  assert (Ip : 0 < / alpha).
  { apply lt_not_le. intros H. assert (0 <= alpha * - / alpha) by (apply mult_nonneg; fra). fra. }
  set (rest := threshold * / alpha). set (t := (y - rest) * / alpha).
  assert (R0 : alpha * rest == threshold) by (unfold rest; setoid_replace (alpha * (threshold * / alpha))
    with (threshold * (alpha * / alpha)) by ring; rewrite I; ring).
  assert (T0 : alpha * t == y - rest) by (unfold t; setoid_replace (alpha * ((y - rest) * / alpha))
    with ((y - rest) * (alpha * / alpha)) by ring; rewrite I; ring).
  assert (Tp : 0 < t).
  { unfold t. apply mult_positive; [| exact Ip]. apply lt_not_le. intros H.
    assert (0 <= alpha * (rest - y)) by (apply mult_nonneg; fra). fra. }
  assert (Opt : forall u v : K, 0 <= u -> 0 <= v -> u + v == t ->
    minimises 1 2 (fun _ => 1) (fun _ => 0) (p2_row alpha beta) (fun _ => y) l (fun j => match j
      with O => u | _ => v end)).
  { intros u v U V E. apply p2_minimiser. intros j Hj. rewrite p2_correlation.
    assert (Rest : y - (alpha * u + beta * v) == rest).
    { rewrite <- Eq. setoid_replace (alpha * u + alpha * v) with (alpha * (u + v)) by ring. rewrite E, T0. ring. }
    assert (C : p2_row alpha beta O j * rest == threshold).
    { rewrite <- R0. unfold p2_row. destruct j; [reflexivity |]. rewrite Eq. reflexivity. }
    rewrite Rest, C. unfold l. split; [pose proof (abs_spec threshold); fra |].
    destruct j; [pose proof (abs_spec u) as S0 | pose proof (abs_spec v) as S0];
      [assert (F : fabs u == u) by fra | assert (F : fabs v == v) by fra]; rewrite F; reflexivity. }
  pose proof (One _ (Opt t 0 ltac:(fra) ltac:(fra) ltac:(ring)) O ltac:(lia)) as E1.
  pose proof (One _ (Opt 0 t ltac:(fra) ltac:(fra) ltac:(ring)) O ltac:(lia)) as E2. simpl in E1, E2. fra.
Qed.
End Row.

Theorem T5_regression lambda eps eps_y beta : (0 < lambda -> 0 <= eps -> 0 < beta -> 0 <= eps_y < 1 ->
  (1 # 2) * lambda < (beta + eps) * (1 - eps_y) ->
  undecidable (regression_evaluation eps beta) (fun n => p2_trusted lambda eps eps_y (beta + 2 * eps + jump n) beta))%Q.
Proof.
  intros Lp Ep Bp [Y0 Y1] Room.
  set (L := @of_Q K ((1 # 2) * lambda)). set (B := @of_Q K beta). set (E := @of_Q K eps). set (Y := @of_Q K eps_y).
  assert (KL : 0 < L) by (apply (of_Q_lt K 0); Lqa.lra). assert (KE : 0 <= E) by (apply (of_Q_le K 0), Ep).
  assert (KB : 0 < B) by (apply (of_Q_lt K 0), Bp). assert (KY : 0 <= Y) by (apply (of_Q_le K 0), Y0).
  assert (KY1 : Y < 1) by (apply (of_Q_lt K eps_y 1), Y1).
  assert (KR : L < (B + E) * (1 - Y)).
  { pose proof (of_Q_lt K _ _ Room) as R. rewrite (morph_mul (of_Q_morph K) (beta + eps)%Q), (morph_add (of_Q_morph K)),
      (morph_sub (of_Q_morph K)) in R. exact R. }
  assert (KA : forall n, @of_Q K (beta + 2 * eps + jump n) == B + $2 * E + of_Q (jump n)).
  { intros n. rewrite !(morph_add (of_Q_morph K)), (morph_mul (of_Q_morph K)). reflexivity. }
  apply jump_undecidable; [apply regression_close | |].
  - intros [S T]. specialize (T (B + E) (B + E) 1). rewrite KA in T. change (@of_Q K (jump 0)) with (0 : K) in T.
    assert (F1 : fabs (B + E - (B + $2 * E + 0)) <= E) by (apply abs_le_condition; split; fra).
    assert (F2 : fabs (B + E - B) <= E) by (apply abs_le_condition; split; fra).
    assert (F3 : fabs ((1 : K) - 1) <= Y) by (apply abs_le_condition; split; fra).
    revert T. fold E B Y. intros T. specialize (T F1 F2 F3). revert T. unfold p2_solution. fold L.
    apply (p2_tie _ _ _ L KL); [reflexivity | fra |].
    assert (0 <= (B + E) * Y) by (apply mult_nonneg; fra). fra.
  - intros n Hn. exists (fun j => (j =? 0)%nat). intros alpha beta' y. rewrite KA. fold E B Y. intros H1 H2 H3.
    assert (J : 0 < @of_Q K (jump n)).
    { destruct n as [| n]; [lia |]. apply (of_Q_lt K 0). unfold jump. apply power_positive. Lqa.lra. }
    apply abs_le_condition in H1. apply abs_le_condition in H2. apply abs_le_condition in H3.
    unfold p2_solution. fold L. apply (p2_single _ _ _ L KL).
    + apply abs_lt_condition. split; fra.
    + assert (0 <= (alpha - (B + E)) * y) by (apply mult_nonneg; fra).
      assert (0 <= (B + E) * (y - (1 - Y))) by (apply mult_nonneg; fra). fra.
Qed.

(** *** min c_1 x_1 + c_2 x_2 + x_3 subject to alpha x_1 + beta x_2 - x_3 = y, x >= 0 *)

Definition lp_row (alpha beta : K) : nat -> nat ->
  K := fun _ j => match j with O => alpha | S O => beta | _ => -(1) end.
Definition lp_cost (c1 c2 : K) : nat -> K := fun j => match j with O => c1 | S O => c2 | _ => 1 end.
Definition lp_solution (alpha beta y c1 c2 : K) : (nat -> K) -> Prop :=
  optimal 1 3 (fun _ => Some 0) (fun _ => None) (lp_row alpha beta) (fun _ => y) (lp_cost c1 c2).

(** Xi: alpha, beta, y and the two costs are within eps of a, b, y_1, 1, 1. *)
Definition lp_trusted (eps a b y1 : Q) : Prop := exists S, forall alpha beta y c1 c2 : K,
  fabs (alpha - of_Q a) <= of_Q eps -> fabs (beta - of_Q b) <= of_Q eps -> fabs (y - of_Q y1) <= of_Q eps ->
  fabs (c1 - 1) <= of_Q eps -> fabs (c2 - 1) <= of_Q eps -> one_support 3 (lp_solution alpha beta y c1 c2) S.

Lemma inverse_positive (a : K) : 0 < a -> 0 < / a.
Proof.
  intros A. assert (N : ~ a == 0) by fra. pose proof (mult_inv_r a N). apply lt_not_le. intros H'.
  assert (0 <= a * - / a) by (apply mult_nonneg; fra). fra.
Qed.

Section Program.
Variables (alpha beta y c1 c2 : K).
Hypothesis alpha_positive : 0 < alpha.
Hypothesis y_positive : 0 < y.
Hypothesis c1_positive : 0 < c1.
Let u : nat -> K := fun _ => c1 * / alpha.
Let corner (a : K) (k : nat) : nat -> K := fun j => if (j =? k)%nat then y * / a else 0.

Lemma alpha_inverse : alpha * / alpha == 1.
Proof. apply mult_inv_r. fra. Qed.

Lemma lp_reduced j : reduced_cost 1 (lp_row alpha beta) (lp_cost c1 c2) u j ==
  match j with O => 0 | S O => c2 - beta * (c1 * / alpha) | _ => 1 + c1 * / alpha end.
Proof.
  unfold reduced_cost, u. destruct j as [| [| j]]; simpl; [| ring | ring].
  setoid_replace (alpha * (c1 * / alpha)) with (c1 * (alpha * / alpha)) by ring. rewrite alpha_inverse. ring.
Qed.

Lemma lp_corner_feasible a k : 0 < a -> (k < 2)%nat -> lp_row alpha beta O k == a ->
  feasible 1 3 (fun _ => Some 0) (fun _ => None) (lp_row alpha beta) (fun _ => y) (corner a k).
Proof.
  intros A Hk E. assert (An : ~ a == 0) by fra. pose proof (mult_inv_r a An) as I. pose proof (inverse_positive a A).
  assert (0 < y * / a) by (apply mult_positive; assumption). split.
  - intros [| i] Hi; [| lia]. destruct k as [| [| k]]; [| | lia]; unfold corner; simpl in *.
    + transitivity (alpha * / a * y); [ring |]. rewrite E, I. ring.
    + transitivity (beta * / a * y); [ring |]. rewrite E, I. ring.
  - intros j _. split; [| exact Logic.I]. unfold corner. simpl. destruct (j =? k)%nat; fra.
Qed.

Lemma lp_single : beta * c1 < c2 * alpha -> one_support 3 (lp_solution alpha beta y c1 c2) (fun j => (j =? 0)%nat).
Proof.
  intros L. pose proof alpha_inverse as I. pose proof (inverse_positive alpha alpha_positive) as Ip.
  assert (Z1 : 0 < c2 - beta * (c1 * / alpha)).
  { assert (P : 0 < (c2 * alpha - beta * c1) * / alpha) by (apply mult_positive; fra).
    setoid_replace ((c2 * alpha - beta * c1) * / alpha) with (c2 * (alpha * / alpha) - beta * (c1 * / alpha)) in P
      by ring.
    rewrite I in P. fra. }
  assert (Z2 : 0 < 1 + c1 * / alpha) by (assert (0 < c1 * / alpha) by (apply mult_positive; fra); fra).
  pose proof (lp_corner_feasible alpha O alpha_positive ltac:(lia) ltac:(reflexivity)) as F.
  assert (C : forall j, (j < 3)%nat ->
    (0 < reduced_cost 1 (lp_row alpha beta) (lp_cost c1 c2) u j -> equals (Some 0) (corner alpha O j)) /\
    (reduced_cost 1 (lp_row alpha beta) (lp_cost c1 c2) u j < 0 -> equals None (corner alpha O j))).
  { intros j _. rewrite lp_reduced. destruct j as [| [| j]]; split; intros; simpl; try fra; reflexivity. }
  exists (corner alpha O). split; [apply (T0_optimal _ _ _ _ _ _ _ _ u F C) | split].
  - apply (T0_one_optimal _ _ _ _ _ _ _ _ u F C [O]); [repeat constructor; intros [] | intros i [<- | []]; lia | |].
    + intros j Hj Z N. exfalso. rewrite lp_reduced in Z. destruct j as [| [| j]]; [apply N; simpl; auto | fra | fra].
    + intros e Z i [<- | []]. specialize (Z O ltac:(lia)). simpl in Z.
      setoid_replace (e O) with (alpha * / alpha * e O) by (rewrite I; ring).
      setoid_replace (alpha * / alpha * e O) with (/ alpha * (alpha * e O + 0)) by ring. rewrite Z. ring.
  - assert (0 < y * / alpha) by (apply mult_positive; assumption). intros j Hj. unfold corner.
    destruct (j =? 0)%nat; split; intros H'; try easy; [fra | contradiction H'; reflexivity].
Qed.

Lemma lp_tie T : 0 < beta -> beta * c1 == c2 * alpha -> ~ one_support 3 (lp_solution alpha beta y c1 c2) T.
Proof.
  intros B Eq (x & _ & One & _). pose proof alpha_inverse as I.
  assert (Z1 : c2 - beta * (c1 * / alpha) == 0).
  { setoid_replace (beta * (c1 * / alpha)) with (beta * c1 * / alpha) by ring. rewrite Eq.
    setoid_replace (c2 * alpha * / alpha) with (c2 * (alpha * / alpha)) by ring. rewrite I. ring. }
  assert (Z2 : 0 < 1 + c1 * / alpha).
  { pose proof (inverse_positive alpha alpha_positive). assert (0 < c1 * / alpha) by (apply mult_positive; fra). fra. }
  assert (C : forall a k, (k < 2)%nat -> forall j, (j < 3)%nat ->
    (0 < reduced_cost 1 (lp_row alpha beta) (lp_cost c1 c2) u j -> equals (Some 0) (corner a k j)) /\
    (reduced_cost 1 (lp_row alpha beta) (lp_cost c1 c2) u j < 0 -> equals None (corner a k j))).
  { intros a k Hk j _. rewrite lp_reduced. destruct j as [| [| j]]; split; intros; try fra.
    unfold corner. destruct (Nat.eqb_spec (S (S j)) k); [lia | simpl; reflexivity]. }
  assert (O1 : lp_solution alpha beta y c1 c2 (corner alpha 0)).
  { apply (T0_optimal _ _ _ _ _ _ _ _ u); [apply lp_corner_feasible; [assumption | lia | reflexivity] | apply C; lia]. }
  assert (O2 : lp_solution alpha beta y c1 c2 (corner beta 1)).
  { apply (T0_optimal _ _ _ _ _ _ _ _ u); [apply lp_corner_feasible; [assumption | lia | reflexivity] | apply C; lia]. }
  pose proof (One _ O1 O ltac:(lia)) as E1. pose proof (One _ O2 O ltac:(lia)) as E2. unfold corner in E1, E2.
  simpl in E1, E2.
  assert (0 < y * / alpha) by (apply mult_positive; [assumption | apply inverse_positive; assumption]). fra.
Qed.
End Program.

Theorem T5_program eps beta y1 : (0 <= eps < 1 -> 0 < beta -> eps < y1 ->
  undecidable (program_evaluation eps beta y1)
    (fun n => lp_trusted eps (eps + (beta + eps) * (1 + eps) / (1 - eps) + jump n) beta y1))%Q.
Proof.
  intros [E0 E1] Bp Yp. set (q := ((beta + eps) * (1 + eps) / (1 - eps))%Q).
  assert (Qe : (q * (1 - eps) == (beta + eps) * (1 + eps))%Q) by (unfold q; field; Lqa.lra).
  set (B := @of_Q K beta). set (E := @of_Q K eps). set (Y := @of_Q K y1). set (A := @of_Q K q).
  assert (KE : 0 <= E) by (apply (of_Q_le K 0), E0). assert (KE1 : E < 1) by (apply (of_Q_lt K eps 1), E1).
  assert (KB : 0 < B) by (apply (of_Q_lt K 0), Bp). assert (KY : E < Y) by (apply (of_Q_lt K), Yp).
  assert (KQ : A * (1 - E) == (B + E) * (1 + E)).
  { pose proof (of_Q_eq K _ _ Qe) as R. rewrite !(morph_mul (of_Q_morph K)), !(morph_add (of_Q_morph K)),
      (morph_sub (of_Q_morph K)) in R. exact R. }
  assert (KA : forall n, @of_Q K (eps + q + jump n) == E + A + of_Q (jump n)).
  { intros n. rewrite !(morph_add (of_Q_morph K)). reflexivity. }
  assert (Ap : 0 < A).
  { apply lt_not_le. intros N. assert (0 <= - A * (1 - E)) by (apply mult_nonneg; fra).
    assert (0 < (B + E) * (1 + E)) by (apply mult_positive; fra). fra. }
  apply jump_undecidable; [apply program_close | |].
  - intros [S T]. specialize (T A (B + E) Y (1 + E) (1 - E)). fold q in T. rewrite KA in T.
    change (@of_Q K (jump 0)) with (0 : K) in T.
    fold E B Y in T.
    assert (F1 : fabs (A - (E + A + 0)) <= E) by (apply abs_le_condition; split; fra).
    assert (F2 : fabs (B + E - B) <= E) by (apply abs_le_condition; split; fra).
    assert (F3 : fabs (Y - Y) <= E) by (apply abs_le_condition; split; fra).
    assert (F4 : fabs (1 + E - 1) <= E) by (apply abs_le_condition; split; fra).
    assert (F5 : fabs (1 - E - 1) <= E) by (apply abs_le_condition; split; fra).
    revert T. intros T. specialize (T F1 F2 F3 F4 F5). revert T. apply lp_tie; fra.
  - intros n Hn. exists (fun j => (j =? 0)%nat). intros alpha beta' y c1 c2. fold q. rewrite KA. fold E B Y.
    intros H1 H2 H3 H4 H5.
    assert (J : 0 < @of_Q K (jump n)).
    { destruct n as [| n]; [lia |]. apply (of_Q_lt K 0). unfold jump. apply power_positive. Lqa.lra. }
    apply abs_le_condition in H1. apply abs_le_condition in H2. apply abs_le_condition in H3.
    apply abs_le_condition in H4. apply abs_le_condition in H5. apply lp_single; try fra.
    assert (0 <= (c2 - (1 - E)) * alpha) by (apply mult_nonneg; fra).
    assert (0 < (alpha - A) * (1 - E)) by (apply mult_positive; fra).
    assert (0 <= (B + E - beta') * c1) by (apply mult_nonneg; fra).
    assert (0 <= (B + E) * (1 + E - c1)) by (apply mult_nonneg; fra). fra.
Qed.
End Field.
