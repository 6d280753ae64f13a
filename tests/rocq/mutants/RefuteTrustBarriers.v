(** * Mutants of T4: lowered entries that are negative, columns as large as the first two, y_1 = 0 *)

From Coq Require Import ZArith QArith Qabs List Lqa Lia PeanoNat.
From Barriers Require Import OrderedFields Archimedean Algorithms Computation Sharpness.
From Barriers Require Import Sums Optimisation Distances Entries Digits LinearPrograms TrustBarriers.
From Mutants Require Import Verdicts RefuteComputation.
Import ListNotations.
Open Scope Q_scope.

(** ** Information about member 0 may be anything *)

Section From_zero.
Variables (N : nat) (evaluation : fork -> nat -> Q) (solutions : fork -> vector -> Prop).

Lemma from_zero : unnameable N 1 evaluation solutions -> unnameable N 0 evaluation solutions.
Proof.
  intros (info & A & B1 & B2 & B3).
  exists (fun iota => match iota with Member _ O => fun k => nearest (evaluation iota k) | _ => info iota end).
  split; [| split; [| split]].
  - intros iota _. destruct iota as [| i [| n]]; [apply A; exact I | apply nearest_admissible | apply A; cbn; lia].
  - intros t q H. apply (B1 t q). intros iota Hi. specialize (H iota).
    destruct iota as [| i [| n]]; [apply H; exact I | cbn in Hi; lia | apply H; cbn; lia].
  - intros t q Halt H. apply (B2 t q Halt). intros iota Hi. specialize (H iota).
    destruct iota as [| i [| n]]; [apply H; exact I | cbn in Hi; lia | apply H; cbn; lia].
  - intros l t q n R H. apply (B3 l t q); replace (Nat.max (l + 1) 1) with n by (unfold n; lia).
    + destruct n as [| n'] eqn:E; [unfold n in E; lia | exact R].
    + intros i. specialize (H i). destruct n as [| n'] eqn:E; [unfold n in E; lia | exact H].
Qed.
Lemma from_any first : (forall f, (1 <= f)%nat -> (first <= f)%nat -> unnameable N f evaluation solutions) ->
  unnameable N first evaluation solutions.
Proof. intros H. destruct first as [| f]; [apply from_zero, H; lia | apply H; lia]. Qed.
End From_zero.

(** ** Linear programs: a lowered entry may be negative, as its column is not used *)

Section Field.
Context {K : ordered_field}.
Add Field K_f : (K_field K) (morphism (of_Q_morph K), constants [f_cst], setoid (K_setoid K) (K_ext K)).
Local Notation vector := (nat -> K).
Open Scope field_scope.

Section Program.
Variables (m N : nat) (alpha beta y1 : K).
Let A := program_matrix alpha beta.
Let y : vector := fun i => match i with O => y1 | S _ => 0 end.
Hypothesis y1_positive : 0 < y1.
Local Notation feasible := (LinearPrograms.feasible m N alpha beta y1).
Local Notation optimal := (LinearPrograms.optimal m N alpha beta y1).

Let top := if lt_le_dec alpha beta then beta else alpha.

Hypothesis top_positive : 0 < top.

(** Weak duality, and complementary slackness. *)
Lemma bound x : feasible x -> y1 <= top * sum (S (S (S N))) x.
Proof.
  intros [P F]. specialize (F O ltac:(lia)). cbv beta iota in F; fold A in F. rewrite <- F. unfold times.
    rewrite <- sum_scale.
  apply sum_le. intros j Hj. pose proof (P j Hj). pose proof top_positive. assert (L : A O j <= top).
  { destruct j as [| [| [| j]]]; unfold A, program_matrix, top in *; destruct (lt_le_dec alpha beta); fra. }
  assert (0 <= (top - A O j) * x j) by (apply mult_le_0_compat; fra). fra.
Qed.

Lemma slack x : feasible x -> top * sum (S (S (S N))) x <= y1 ->
  forall j, (j < S (S (S N)))%nat -> A O j < top -> x j == 0.
Proof.
  intros [P F] L j Hj B. specialize (F O ltac:(lia)). cbv beta iota in F; fold A in F.
  pose (gap := fun j => top * x j + - (1) * (A O j * x j)).
  assert (G : forall j, (j < S (S (S N)))%nat -> 0 <= gap j).
  { intros i Hi. unfold gap. pose proof (P i Hi). pose proof top_positive. assert (A O i <= top); [| fnra].
    destruct i as [| [| [| i]]]; unfold A, program_matrix, top in *; destruct (lt_le_dec alpha beta); fra. }
  assert (Z : sum (S (S (S N))) gap <= 0).
  { unfold gap. rewrite sum_plus, !sum_scale. unfold times in F. rewrite F. fra. }
  pose proof (sum_all_zero _ gap G Z j Hj) as E. unfold gap in E. pose proof (P j Hj). fnra.
Qed.

Lemma pair_feasible u v : 0 <= u -> 0 <= v -> alpha * u + beta * v == y1 -> feasible (pair u v).
Proof.
  intros U V E. split; [intros [| [| j]] _; simpl; fra |]. intros [| i] _; unfold times; rewrite !sum_first.
  - rewrite sum_zero; [simpl; fra |]. intros. simpl. ring.
  - rewrite sum_zero; [| intros; simpl; ring]. unfold A, program_matrix.
    destruct (Nat.eqb_spec 0 (S i + 2)); [lia |]. destruct (Nat.eqb_spec 1 (S i + 2)); [lia |]. simpl. ring.
Qed.

Lemma same_feasible x x' : equal (S (S (S N))) x x' -> feasible x' -> feasible x.
Proof.
  intros E [P F]. split; [intros j Hj; rewrite (E j Hj); auto |]. intros i Hi. rewrite <- (F i Hi).
  apply sum_same. intros j Hj. rewrite (E j Hj). reflexivity.
Qed.

(** Some feasible point has the value [y1/top]. *)
Lemma value : exists u v, 0 <= u /\ 0 <= v /\ alpha * u + beta * v == y1 /\ top * (u + v) == y1.
Proof.
  unfold top. destruct (lt_le_dec alpha beta);
    [exists 0, (y1 / beta); assert (P : 0 < / beta) | exists (y1 / alpha), 0; assert (P : 0 < / alpha)];
    unfold top in top_positive; destruct (lt_le_dec alpha beta); try fra; try (apply inv_positive; assumption);
      unfold fdiv; repeat split; try fnra; field; fra.
Qed.

Theorem solutions_of x : optimal x <->
  exists u v, equal (S (S (S N))) x (pair u v) /\ 0 <= u /\ 0 <= v /\ top * (u + v) == y1 /\
    (alpha < beta -> u == 0) /\ (beta < alpha -> v == 0).
Proof.
  assert (Sum : forall u v : K, sum (S (S (S N))) (pair u v) == u + v) by (intros; apply pair_sum).
  split.
  - intros [F Min]. destruct value as (u & v & U & V & E & T). pose proof top_positive.
    specialize (Min _ (pair_feasible u v U V E)). rewrite Sum in Min.
    assert (L : top * sum (S (S (S N))) x <= y1) by fnra. pose proof (bound x F).
    assert (Eq : equal (S (S (S N))) x (pair (x O) (x (S O)))).
    { intros [| [| j]] Hj; [reflexivity.. |]. simpl. apply (slack x F L _ Hj). destruct j; simpl; fra. }
    exists (x O), (x (S O)). split; [exact Eq |]. rewrite (equal_sum _ _ _ Eq), Sum in *.
    repeat split; try (apply (proj1 F); lia); try fra; intros C; apply (slack x F); try (exact L || lia);
      try (rewrite (equal_sum _ _ _ Eq), Sum; fra); unfold top; simpl; destruct (lt_le_dec alpha beta); fra.
  - intros (u & v & Eq & U & V & T & Z1 & Z2). pose proof top_positive.
    assert (E : alpha * u + beta * v == y1).
    { rewrite <- T. unfold top. destruct (lt_le_dec alpha beta) as [C | C]; [rewrite (Z1 C); ring |].
      destruct (lt_le_dec beta alpha) as [C' | C']; [rewrite (Z2 C'); ring |].
      assert (EE : alpha == beta) by fra. rewrite EE. ring. }
    split; [apply (same_feasible x (pair u v) Eq), pair_feasible; assumption |].
    intros x' F'. apply bound in F'. rewrite (equal_sum _ _ _ Eq), Sum. apply (mult_le_cancel _ _ top); fra.
Qed.

End Program.

Section Family.
Variables (m N : nat) (top y1 : K).
Hypothesis T : 0 < top.
Hypothesis Y : 0 < y1.
Let c := y1 / top.

Lemma c_is u : top * u == y1 <-> u == c.
Proof. unfold c. split; intros E; [rewrite <- E; field; fra | rewrite E; field; fra]. Qed.
Lemma c_above : 0 < c.
Proof. apply mult_lt_0_compat; [exact Y | apply inv_positive, T]. Qed.
Lemma one_of_any n x : linear_solutions m N top y1 (Member One n) x <-> equal (S (S (S N))) x (pair c 0).
Proof.
  pose proof (lowered_lt top n) as L. unfold linear_solutions. cbn [first_entry second_entry].
  rewrite solutions_of by (try assumption; destruct (lt_le_dec top (top - quarter n)); fra).
  destruct (lt_le_dec top (top - quarter n)) as [| _]; [fra |]. split.
  - intros (u & v & Eq & _ & _ & U & _ & Z). specialize (Z L). intros j Hj. rewrite (Eq j Hj).
    assert (u == c) by (apply c_is; rewrite Z, plus_0_r in U; exact U). destruct j as [| [| j]]; simpl; fra.
  - intros Eq. exists c, 0. pose proof c_above. repeat split; try fra; [exact Eq |].
    rewrite plus_0_r. apply c_is. reflexivity.
Qed.
Lemma two_of_any n x : linear_solutions m N top y1 (Member Two n) x <-> equal (S (S (S N))) x (pair 0 c).
Proof.
  pose proof (lowered_lt top n) as L. unfold linear_solutions. cbn [first_entry second_entry].
  rewrite solutions_of by (try assumption; destruct (lt_le_dec (top - quarter n) top); fra).
  destruct (lt_le_dec (top - quarter n) top) as [_ |]; [| fra]. split.
  - intros (u & v & Eq & _ & _ & U & Z & _). specialize (Z L). intros j Hj. rewrite (Eq j Hj).
    assert (v == c) by (apply c_is; rewrite Z, plus_0_l in U; exact U). destruct j as [| [| j]]; simpl; fra.
  - intros Eq. exists 0, c. pose proof c_above. repeat split; try fra; [exact Eq |].
    rewrite plus_0_l. apply c_is. reflexivity.
Qed.
End Family.
End Field.

(** T4 for linear programs, whatever [first] is. *)
Lemma program_any m N (top y1 : Q) first : 0 < top -> 0 < y1 ->
  unnameable (S (S (S N))) first (@linear_evaluation Q_field m N top y1) (@linear_solutions Q_field m N top y1).
Proof.
  intros T Y. apply from_any. intros f Hf _. apply (supports_unnameable _ _ _ _ (y1 / top) Hf); [lia | | | |].
  - pose proof (@c_above Q_field top y1 T Y) as C. change (0 < y1 / top) in C. lra.
  - intros i n k Hn. apply (linear_close m N top y1 f i n k Hn).
  - intros n x _. apply (@one_of_any Q_field m N top y1 T Y n x).
  - intros n x _. apply (@two_of_any Q_field m N top y1 T Y n x).
Qed.
Lemma program_sharp_any m N (top y1 : Q) first information : 0 < top -> 0 < y1 ->
  (forall iota, is_input first iota -> admissible (@linear_evaluation Q_field m N top y1 iota) (information iota)) ->
  nameable (S (S (S N))) first (@linear_solutions Q_field m N top y1) information.
Proof.
  intros T Y A. pose proof (c_positive top y1 T Y) as C.
  apply (supports_nameable _ _ (@linear_evaluation Q_field m N top y1) _ (y1 / top)); [lra | exact A | | | | | |].
  - intros n _. apply (@one_of_any Q_field m N top y1 T Y n). intros j _. reflexivity.
  - intros n _. apply (@two_of_any Q_field m N top y1 T Y n). intros j _. reflexivity.
  - apply (linear_limit m N top y1 T Y); [apply Qlt_le_weak, C | apply Qle_refl | apply Qplus_0_r].
  - apply (linear_limit m N top y1 T Y); [apply Qle_refl | apply Qlt_le_weak, C | apply Qplus_0_l].
  - intros n. apply one_larger, program_depends.
  - intros n. apply two_larger, program_depends.
Qed.

Ltac positive_top :=
  first [ assumption
        | match goal with H : power ?q ?n <= ?t |- _ => assert (0 < power q n) by (apply power_positive; lra); lra
          | H : power ?q ?n < ?t |- _ => assert (0 < power q n) by (apply power_positive; lra); lra end ].
Ltac prove_TrustBarriers_T4_program := intros; apply program_any; positive_top.
Ltac prove_TrustBarriers_T4_program_sharp := intros; apply program_sharp_any; positive_top.

(** ** No solution but 0 *)

(** y_1 = 0: the only minimiser is 0, with the empty support. *)
Definition none : support := fun _ => false.
Definition origin : vector := fun _ => 0.

(** An algorithm that is right for sure. *)
Lemma surely (N : nat) (solutions : fork -> vector -> Prop) iota o S : names N solutions iota S ->
  probability_at_least o (names N solutions iota) 1 (Output S).
Proof. intros H. apply (attains_at_least _ _ O). constructor 2; [exact H | lra]. Qed.

Lemma nothing_refutes N first evaluation solutions S : (forall iota, is_input first iota -> names N solutions iota S) ->
  unnameable N first evaluation solutions -> False.
Proof.
  intros H (info & _ & B & _). specialize (B (Output S) 1 ltac:(intros; apply surely, H; assumption)). lra.
Qed.
Lemma no_load_named iota : names 3 (@linear_solutions Q_field 0 0 1 0) iota none.
Proof.
  exists origin. split; [| intros j _; split; [discriminate | intros H; contradiction H; reflexivity]].
  split; [split; [intros; apply Qle_refl |] |].
  - intros i Hi. destruct i; [| lia]. unfold times. rewrite (@sum_zero Q_field); [reflexivity |].
    intros j _. unfold origin. in_Q. apply Qmult_0_r.
  - intros x' [P _]. pose proof (P 0%nat ltac:(lia)). pose proof (P 1%nat ltac:(lia)). pose proof (P 2%nat ltac:(lia)).
    cbn. in_Q. unfold origin. lra.
Qed.
Ltac refute_TrustBarriers_T4_program m :=
  specialize (m 0%nat 0%nat 1 0 1%nat);
  apply (nothing_refutes 3 1 (@linear_evaluation Q_field 0 0 1 0) (@linear_solutions Q_field 0 0 1 0) none
    (fun iota _ => no_load_named iota)); apply m; first [lia | vm_compute; first [reflexivity | discriminate]].

(** ** The algorithms of [nameable] are wrong *)

Section Wrong.
Variables (N first : nat) (solutions : fork -> vector -> Prop) (info : fork -> oracle) (iota : fork).
Hypothesis H : is_input first iota.
Let G := names N solutions iota.
Let ask := Sharpness.reader O 1%nat (only 0) (only 1) O.

(** No side of the coin is right. *)
Lemma coin_wrong : ~ G (only 0) -> ~ G (only 1) -> ~ nameable N first solutions info.
Proof.
  intros W0 W1 [_ B]. destruct (B iota H) as [C _]. destruct (C (1 # 8) eq_refl) as [k A].
  apply attains_flip_inv in A as (p & q & P & Q & L). apply attains_output_inv in P, Q.
  destruct P as [P | P]; [| contradiction]. destruct Q as [Q | Q]; [| contradiction]. lra.
Qed.
(** One side is wrong, and so is whoever asks. *)
Lemma third_wrong : (~ G (only 0) \/ ~ G (only 1)) -> (forall k p, attains (info iota) G k ask p -> p <= 0) ->
  ~ nameable N first solutions info.
Proof.
  intros W Z [_ B]. destruct (B iota H) as [_ C]. destruct (C (1 # 8) eq_refl) as [k A]. fold ask in A.
  rewrite (exposed_same (two_thirds _ _ _)) in A. simpl exposed in A.
  apply attains_flip_inv in A as (p & q & P & Q & L). apply attains_flip_inv in P as (p1 & p2 & P1 & P2 & L1).
  apply attains_flip_inv in Q as (q1 & q2 & Q1 & Q2 & L2). apply Z in Q1. apply attains_le_one in Q2.
  pose proof (attains_le_one _ _ _ _ _ P1). pose proof (attains_le_one _ _ _ _ _ P2).
  apply attains_output_inv in P1, P2. fold G in P1, P2. intuition lra.
Qed.

(** A reader who cannot say 2, where 1 is wrong, or who says 2 at once, where that is wrong. *)
Lemma never_second (o : oracle) : (forall l, o 1%nat l - o 0%nat l <= 2 * power (1 # 2) l) -> ~ G (only 0) ->
  forall j l k p, (k < j + l)%nat -> attains o G k (Sharpness.reader O 1%nat (only 0) (only 1) l) p -> p <= 0.
Proof.
  intros Small W. induction j as [| j IH]; intros l k p Hk A; rewrite (exposed_same (Sharpness.reader _ _ _ _ _)) in A;
    simpl exposed in A; inversion A; subst; try assumption; [exfalso; lia |].
  match goal with B : attains _ _ _ _ p |- _ => apply attains_read_inv in B; rename B into B' end.
  destruct (Qlt_le_dec _ _) in B'; [apply attains_output_inv in B'; destruct B'; [assumption | contradiction] |].
  destruct (Qlt_le_dec _ _) in B'; [exfalso; specialize (Small l); lra |].
  apply (IH (Datatypes.S l) k p); [lia | exact B'].
Qed.
Lemma at_once_second (o : oracle) : 2 < o 1%nat O - o 0%nat O -> ~ G (only 1) ->
  forall k p, attains o G k ask p -> p <= 0.
Proof.
  intros Large W k p A. unfold ask in A. rewrite (exposed_same (Sharpness.reader _ _ _ _ _)) in A. simpl exposed in A.
  do 2 apply attains_read_inv in A. change (2 * power (1 # 2) 0) with 2 in A.
  destruct (Qlt_le_dec _ _) in A; [exfalso; lra |]. destruct (Qlt_le_dec _ _) in A; [| exfalso; lra].
  apply attains_output_inv in A. destruct A; [assumption | contradiction].
Qed.
End Wrong.

(** Information that says that evaluation 1 is larger by 5, whatever it is. *)
Definition false_information : fork -> oracle := fun _ k _ => match k with 1%nat => 5 | _ => 0 end.

Lemma false_information_fails N first (solutions : fork -> vector -> Prop) iota : is_input first iota -> ~ names N
  solutions iota (only 1) ->
  ~ nameable N first solutions false_information.
Proof.
  intros H W. apply (third_wrong N first solutions false_information iota H); [right; exact W |].
  apply at_once_second; [reflexivity | exact W].
Qed.
Lemma not_named N (solutions : fork -> vector -> Prop) iota k : (k < N)%nat -> (forall x, solutions iota x -> x k == 0)
  ->
  ~ names N solutions iota (only k).
Proof.
  intros Hk Z (x & X & S). apply (S k Hk); [unfold only; apply Nat.eqb_refl | apply Z, X].
Qed.

Lemma no_load_zero x k : (k < 3)%nat -> @linear_solutions Q_field 0 0 1 0 Limit x -> x k == 0.
Proof.
  intros Hk [[P _] Min]. assert (F : @LinearPrograms.feasible Q_field 0 0 1 1 0 origin).
  { split; [intros; apply Qle_refl |]. intros i Hi. destruct i; [reflexivity | lia]. }
  specialize (Min origin F). pose proof (P 0%nat ltac:(lia)). pose proof (P 1%nat ltac:(lia)).
    pose proof (P 2%nat ltac:(lia)).
  cbn in Min. in_Q. unfold origin in Min. destruct k as [| [| [| k]]]; [lra | lra | lra | lia].
Qed.
Lemma program_second n : ~ names 3 (@linear_solutions Q_field 0 0 1 1) (Member One n) (only 1).
Proof.
  apply not_named; [lia |]. intros x X. apply (@one_of_any Q_field 0 0 1 1 eq_refl eq_refl n x) in X.
  exact (X 1%nat ltac:(lia)).
Qed.
Definition told_nearest (f : fork -> nat -> Q) : fork -> oracle := fun iota k => nearest (f iota k).

Ltac side := first [ lia | vm_compute; first [reflexivity | discriminate] | intros; apply nearest_admissible
                   | exists (Member One 0); cbn; intros; exfalso; lia ].
Ltac refute_TrustBarriers_T4_program_sharp m :=
  first
    [ specialize (m 0%nat 0%nat 1 0 1%nat (told_nearest (@linear_evaluation Q_field 0 0 1 0)));
      apply (coin_wrong 3 1 (@linear_solutions Q_field 0 0 1 0) (told_nearest (@linear_evaluation Q_field 0 0 1 0))
        Limit I);
      [ apply not_named; [lia | intros x; apply no_load_zero; lia] .. | apply m; side ]
    | specialize (m 0%nat 0%nat 1 1 1%nat false_information);
      apply (false_information_fails 3 1 (@linear_solutions Q_field 0 0 1 1) (Member One 1) (le_n 1) (program_second
        1));
      apply m; side ].

(** ** T4 for regressions: [first] = 0, and larger powers *)

Lemma quarter_falls n k : (n <= k)%nat -> power (1 # 4) k <= power (1 # 4) n.
Proof.
  induction 1 as [| k _ IH]; [lra |]. cbn [power]. pose proof (power_positive (1 # 4) k eq_refl). lra.
Qed.
Lemma regression_from p m N b g (top : Q) first : admitted p top -> (forall j, 0 <= g j < top) ->
  power (1 # 4) first <= top ->
  unnameable (S (S N)) first (@inverse_evaluation Q_field m N b g top) (@inverse_solutions Q_field p m N b g top).
Proof.
  intros Ad G Small. apply from_any. intros f F L. apply T4_regression; try assumption.
  eapply Qle_trans; [apply quarter_falls, L | exact Small].
Qed.
Lemma regression_sharp_from p m N b g (top : Q) first information : admitted p top -> (forall j, 0 <= g j < top) ->
  power (1 # 4) first <= top ->
  (forall iota, is_input first iota -> admissible (@inverse_evaluation Q_field m N b g top iota) (information iota)) ->
  nameable (S (S N)) first (@inverse_solutions Q_field p m N b g top) information.
Proof.
  intros Ad G Small A. pose proof (coefficient_positive p top Ad) as C.
  apply (supports_nameable _ _ (inverse_evaluation m N b g top) _ (coefficient p top)); [in_Q;
    lra | exact A | | | | | |].
  - intros n Hn. apply (solutions_one p m N b g top first Ad G Small n _ Hn). intros j _. reflexivity.
  - intros n Hn. apply (solutions_two p m N b g top first Ad G Small n _ Hn). intros j _. reflexivity.
  - apply (solutions_limit p m N b g top Ad G). exists (coefficient p top), 0. in_Q. repeat split; try lra.
  - apply (solutions_limit p m N b g top Ad G). exists 0, (coefficient p top). in_Q. repeat split; try lra.
  - intros n. apply one_larger, family_depends.
  - intros n. apply two_larger, family_depends.
Qed.
Ltac quarter_small :=
  first [ assumption
        | match goal with H : power ?q ?f <= ?t |- power (1 # 4) ?f <= ?t =>
            apply (Qle_trans _ (power q f)); [apply power_grows; lra | exact H] end ].
Ltac prove_TrustBarriers_T4_regression := intros; apply regression_from; quarter_small.
Ltac prove_TrustBarriers_T4_regression_sharp := intros; apply regression_sharp_from; quarter_small.

(** ** min |x|_1 subject to |<a, x> - 1| <= eta, of three columns *)

Section Row.
Variables (eta : Q) (g : nat -> Q) (top : Q) (iota : fork).
Let alpha : Q := @first_entry Q_field top iota.
Let beta : Q := @second_entry Q_field top iota.
Let solutions : vector -> Prop := @inverse_solutions Q_field (P1 (eta : Q_field)) 0 1 (fun _ => 0) g top iota.
Let r (x : vector) : Q := alpha * x 0%nat + beta * x 1%nat + g 2%nat * x 2%nat - 1.
Let size (x : vector) : Q := Qabs (x 0%nat) + Qabs (x 1%nat) + Qabs (x 2%nat).

Lemma modulus (t : Q) : @fabs Q_field t == Qabs t.
Proof. pose proof (@abs_spec Q_field t) as H. in_Q. destruct H as [[P E] | [P E]]; rewrite E; symmetry;
  [apply Qabs_pos | apply Qabs_neg]; exact P. Qed.
Lemma is_size x : @l1 Q_field 3 x == size x.
Proof. unfold l1, size. cbn [sum]. in_Q. rewrite !modulus. ring. Qed.
Lemma is_square x : @square Q_field 1 (@residual Q_field 3 (@inverse_matrix Q_field 0 (fun _ => 0) g alpha beta) e1 x)
  == r x * r x.
Proof. unfold square, residual, times, r. cbn. in_Q. ring. Qed.

Lemma row_solution x : r x * r x <= eta * eta -> (forall x', r x' * r x' <= eta * eta -> size x <= size x') -> solutions
  x.
Proof.
  intros R Min.
  assert (Ob : forall z v, objective (P1 (eta : Q_field)) 1 3 (@inverse_matrix Q_field 0 (fun _ => 0) g alpha beta) e1 z
    v <->
    r z * r z <= eta * eta /\ size z <= v).
  { intros z v. unfold objective, at_most. in_Q. rewrite is_square, is_size. reflexivity. }
  split.
  - exists (size x). apply Ob. split; [exact R | apply Qle_refl].
  - intros x' v O. apply Ob in O. apply Ob. split; [exact R |]. specialize (Min x' (proj1 O)). lra.
Qed.
Lemma solution_row x : solutions x -> r x * r x <= eta * eta /\ (forall x', r x' * r x' <= eta * eta -> size x <= size
  x').
Proof.
  assert (Ob : forall z v, objective (P1 (eta : Q_field)) 1 3 (@inverse_matrix Q_field 0 (fun _ => 0) g alpha beta) e1 z
    v <->
    r z * r z <= eta * eta /\ size z <= v).
  { intros z v. unfold objective, at_most. in_Q. rewrite is_square, is_size. reflexivity. }
  intros [[v O] Min]. apply Ob in O. split; [exact (proj1 O) |].
  intros x' R. assert (O' : r x' * r x' <= eta * eta /\ size x' <= size x') by (split; [exact R | apply Qle_refl]).
  apply Ob in O'. apply Min in O'. apply Ob in O'. exact (proj2 O').
Qed.
End Row.

(** ** Regressions of which the supports are others *)

Definition three_columns (x y z : Q) : vector := fun j => match j with O => x | 1%nat => y | 2%nat => z | _ => 0 end.
(** The entry of the third column. *)
Definition third (t : Q) (j : nat) : Q := match j with 2%nat => t | _ => 0 end.
Definition row_solutions (eta t top : Q) : fork -> vector -> Prop :=
  @inverse_solutions Q_field (P1 (eta : Q_field)) 0 1 (fun _ => 0) (third t) top.

Lemma below_modulus t : t <= Qabs t. Proof. apply Qle_Qabs. Qed.
Lemma below_modulus' t : - t <= Qabs t. Proof. rewrite <- Qabs_opp. apply Qle_Qabs. Qed.
Lemma scaled a t : 0 <= a <= 1 -> a * t <= Qabs t.
Proof. intros [P L]. pose proof (below_modulus t). pose proof (below_modulus' t). nra. Qed.
Lemma no_square (r : Q) : r * r <= 0 -> r == 0.
Proof. intros H. nra. Qed.
Ltac moduli x :=
  pose proof (below_modulus (x 0%nat)); pose proof (below_modulus' (x 0%nat)); pose proof (below_modulus (x 1%nat));
  pose proof (below_modulus' (x 1%nat)); pose proof (below_modulus (x 2%nat)); pose proof (below_modulus' (x 2%nat)).
Ltac support_computed :=
  let j := fresh "j" in let H := fresh in
  intros j H; destruct j as [| [| [| j]]]; [.. | exfalso; lia]; vm_compute;
  (split; [first [discriminate | intros _; discriminate] | first [reflexivity | intros H'; exfalso; apply H';
    reflexivity]]).

(** (top, -top) and (-top, top): the first column will do for both. *)
Lemma tie_named top n i : 0 < top -> power (1 # 4) n == 2 * top -> names 3 (row_solutions 0 0 top) (Member i n) (only
  0).
Proof.
  intros T E.
  assert (Q4 : @quarter Q_field n == 2 * top) by (rewrite <- E, quarter_rational; reflexivity).
  pose (x := three_columns (match i with One => / top | Two => - / top end) 0 0).
  assert (I : top * / top == 1) by (field; lra). assert (J : 0 < / top) by (apply Qinv_lt_0_compat, T).
  exists x. split.
  - apply row_solution.
    + destruct i; cbn; in_Q; rewrite ?Q4; unfold third; nra.
    + intros x' R. apply no_square in R. moduli x'. cbn in R. in_Q.
      assert (P : 1 <= top * (Qabs (x' 0%nat) + Qabs (x' 1%nat))) by (destruct i; rewrite ?Q4 in R; unfold third in R;
        nra).
      pose proof (Qabs_nonneg (x' 2%nat)).
      assert (S : Qabs (x 0%nat) == / top).
      { destruct i; [change (Qabs (/ top) == / top) | change (Qabs (- / top) == / top); rewrite Qabs_opp];
          apply Qabs_pos; lra. }
      rewrite S. change (Qabs (x 1%nat)) with 0. change (Qabs (x 2%nat)) with 0. nra.
  - intros j Hj. destruct j as [| [| [| j]]]; [| | | lia]; cbn; (split; [first [discriminate | intros _] |]).
    + destruct i; cbn; lra.
    + reflexivity.
    + intros F. contradiction F. reflexivity.
    + intros F. contradiction F. reflexivity.
Qed.
Lemma tie_refutes top n first : 0 < top -> power (1 # 4) n == 2 * top -> n = Nat.max 1 first ->
  ~ unnameable 3 first (@inverse_evaluation Q_field 0 1 (fun _ => 0) (third 0) top) (row_solutions 0 0 top).
Proof.
  intros T E En (info & _ & _ & _ & B). specialize (B 0%nat (Output (only 0)) 1 ltac:(apply reads_to_output)).
  assert (L : 1 <= 1 # 2); [| lra]. apply B. intros i. apply surely. change (Nat.max (0 + 1) first) with (Nat.max 1
    first).
  rewrite <- En. apply tie_named; assumption.
Qed.

(** A third column that is as large as the first two does for all inputs. *)
Lemma third_named iota : is_input 1 iota -> names 3 (row_solutions 0 1 1) iota (only 2).
Proof.
  intros H.
  assert (B : 0 <= @first_entry Q_field 1 iota <= 1 /\ 0 <= @second_entry Q_field 1 iota <= 1).
  { destruct iota as [| i n]; [cbn; in_Q; lra |]. cbn in H. pose proof (quarter_falls 1 n H) as L.
    change (power (1 # 4) 1) with (1 # 4) in L. pose proof (power_positive (1 # 4) n eq_refl) as P.
    rewrite <- quarter_rational in L, P. destruct i; cbn; in_Q; lra. }
  exists (three_columns 0 0 1). split; [| support_computed].
  apply row_solution.
  - cbn. in_Q. unfold third. nra.
  - intros x R. apply no_square in R. destruct B as [B1 B2]. pose proof (scaled _ (x 0%nat) B1) as S1.
    pose proof (scaled _ (x 1%nat) B2) as S2. moduli x. cbn [third] in R. in_Q.
    change (Qabs 0 + Qabs 0 + Qabs 1 <= Qabs (x 0%nat) + Qabs (x 1%nat) + Qabs (x 2%nat)).
    change (Qabs 0) with 0. change (Qabs 1) with 1. lra.
Qed.
(** For eta = 1 the solution is 0. *)
Lemma slack_named iota : names 3 (row_solutions 1 0 1) iota none.
Proof.
  exists origin. split; [| intros j _; split; [discriminate | intros H; contradiction H; reflexivity]].
  apply row_solution.
  - unfold origin. in_Q. set (a := @first_entry Q_field 1 iota). set (b := @second_entry Q_field 1 iota). nra.
  - intros x _. pose proof (Qabs_nonneg (x 0%nat)). pose proof (Qabs_nonneg (x 1%nat)).
    pose proof (Qabs_nonneg (x 2%nat)).
    change (Qabs (origin 0%nat)) with 0. change (Qabs (origin 1%nat)) with 0. change (Qabs (origin 2%nat)) with 0. lra.
Qed.

Ltac of_row :=
  lazymatch goal with
  | |- (_ <= _)%nat => lia
  | |- forall iota : fork, _ => intros; apply nearest_admissible
  | |- ex (A := fork) _ => exists (Member One 0); cbn; intros; exfalso; lia
  | |- forall j : nat, _ =>
      let j := fresh in intros j; destruct j as [| [| [| j]]]; vm_compute; split; first [reflexivity | discriminate]
  | |- ex _ => exists 0%nat; vm_compute; split; first [reflexivity | discriminate]
  | |- _ => vm_compute; repeat split; first [reflexivity | discriminate]
  end.
Ltac refute_TrustBarriers_T4_regression m :=
  let at_ eta t top first :=
    (specialize (m (P1 (eta : carrier Q_field)) 0%nat 1%nat (fun _ => 0) (third t) top first)) in
  first
    [ at_ 0 1 1 1%nat;
      apply (nothing_refutes 3 1 (@inverse_evaluation Q_field 0 1 (fun _ => 0) (third 1) 1) (row_solutions 0 1 1) (only
        2) third_named);
      apply m; of_row
    | at_ 1 0 1 1%nat;
      apply (nothing_refutes 3 1 (@inverse_evaluation Q_field 0 1 (fun _ => 0) (third 0) 1) (row_solutions 1 0 1) none
        (fun iota _ => slack_named iota));
      apply m; of_row
    | at_ 0 0 (1 # 8) 1%nat; apply (tie_refutes (1 # 8) 1 1 eq_refl ltac:(vm_compute; reflexivity) eq_refl); apply m;
      of_row
    | at_ 0 0 (1 # 512) 4%nat; apply (tie_refutes (1 # 512) 4 4 eq_refl ltac:(vm_compute; reflexivity) eq_refl);
      apply m; of_row ].

(** *** Of the algorithms *)

(** An entry at x_j that costs: what costs no more than x' is 0 there. *)
Ltac zero_at x' X R Min :=
  apply solution_row in X; destruct X as [R Min];
  specialize (Min x' ltac:(vm_compute; discriminate)).
Lemma negative_zero x n : n = 1%nat -> row_solutions 0 0 (1 # 16) (Member One n) x -> x 0%nat == 0.
Proof.
  intros -> X. zero_at (three_columns 0 (-16 # 3) 0) X H Min. apply no_square in H. moduli x.
    pose proof (Qabs_nonneg (x 2%nat)).
  change (Qabs (x 0%nat) + Qabs (x 1%nat) + Qabs (x 2%nat) <= 0 + (16 # 3) + 0) in Min.
  change ((1 # 16) * x 0%nat + (-12 # 64) * x 1%nat + 0 * x 2%nat - 1 == 0) in H. lra.
Qed.
Lemma large_third_zero x k : (k < 2)%nat -> row_solutions 0 2 1 Limit x -> x k == 0.
Proof.
  intros Hk X. zero_at (three_columns 0 0 (1 # 2)) X H Min. apply no_square in H. moduli x.
  change (Qabs (x 0%nat) + Qabs (x 1%nat) + Qabs (x 2%nat) <= 0 + 0 + (1 # 2)) in Min.
  change (1 * x 0%nat + 1 * x 1%nat + 2 * x 2%nat - 1 == 0) in H. destruct k as [| [| k]]; [lra | lra | lia].
Qed.
Lemma slack_zero x k : (k < 3)%nat -> row_solutions 1 0 1 Limit x -> x k == 0.
Proof.
  intros Hk X. zero_at origin X H Min. moduli x. change (Qabs (x 0%nat) + Qabs (x 1%nat) + Qabs (x 2%nat) <= 0 + 0 + 0)
    in Min.
  destruct k as [| [| [| k]]]; [lra | lra | lra | lia].
Qed.
Lemma regression_second : ~ names 3 (row_solutions 0 0 1) (Member One 1) (only 1).
Proof.
  apply not_named; [lia |]. intros x X. zero_at (three_columns 1 0 0) X H Min. apply no_square in H. moduli x.
  change (Qabs (x 0%nat) + Qabs (x 1%nat) + Qabs (x 2%nat) <= 1 + 0 + 0) in Min.
  change (1 * x 0%nat + (3 # 4) * x 1%nat + 0 * x 2%nat - 1 == 0) in H. pose proof (Qabs_nonneg (x 2%nat)). lra.
Qed.

Definition told (eta t top : Q) : fork -> oracle := told_nearest (@inverse_evaluation Q_field 0 1 (fun _ => 0) (third t)
  top).
(** Who reads says that the first column is the larger, and it is, but its support is not that of the solution. *)
Lemma negative_fails top n first : (first <= n)%nat -> (forall x, row_solutions 0 0 top (Member One n) x -> x 0%nat ==
  0) ->
  ~ nameable 3 first (row_solutions 0 0 top) (told 0 0 top).
Proof.
  intros Hn Z. assert (W : ~ names 3 (row_solutions 0 0 top) (Member One n) (only 0)) by (apply not_named;
    [lia | exact Z]).
  apply (third_wrong 3 first (row_solutions 0 0 top) (told 0 0 top) (Member One n) Hn); [left; exact W |].
  intros k p A. refine (never_second 3 (row_solutions 0 0 top) (Member One n) (told 0 0 top (Member One n)) _ W
    (Datatypes.S k) 0%nat k p _ A); [| lia].
  intros l. set (f := @inverse_evaluation Q_field 0 1 (fun _ => 0) (third 0) top (Member One n)).
  assert (Ad : admissible f (told 0 0 top (Member One n))) by apply nearest_admissible.
  destruct (Ad 0%nat l) as [_ A0]. destruct (Ad 1%nat l) as [_ A1]. apply Qabs_Qle_condition in A0, A1.
  assert (L : f 1%nat < f 0%nat) by (apply (@one_larger Q_field 0 1), family_depends). lra.
Qed.
Lemma steep_zero x : row_solutions 0 0 (1 # 625) (Member One 4) x -> x 0%nat == 0.
Proof.
  intros X. zero_at (three_columns 0 (-160000 # 369) 0) X H Min. apply no_square in H. moduli x.
    pose proof (Qabs_nonneg (x 2%nat)).
  change (Qabs (x 0%nat) + Qabs (x 1%nat) + Qabs (x 2%nat) <= 0 + (160000 # 369) + 0) in Min.
  change ((1 # 625) * x 0%nat + ((1 # 625) - (1 # 256)) * x 1%nat + 0 * x 2%nat - 1 == 0) in H. lra.
Qed.

Ltac refute_TrustBarriers_T4_regression_sharp m :=
  let at_ eta t top first info :=
    (specialize (m (P1 (eta : carrier Q_field)) 0%nat 1%nat (fun _ => 0) (third t) top first info)) in
  first
    [ at_ 0 2 1 1%nat (told 0 2 1); apply (coin_wrong 3 1 (row_solutions 0 2 1) (told 0 2 1) Limit I);
      [ apply not_named; [lia | intros x; apply large_third_zero; lia] .. | apply m; of_row ]
    | at_ 1 0 1 1%nat (told 1 0 1); apply (coin_wrong 3 1 (row_solutions 1 0 1) (told 1 0 1) Limit I);
      [ apply not_named; [lia | intros x; apply slack_zero; lia] .. | apply m; of_row ]
    | at_ 0 0 1 1%nat false_information;
      apply (false_information_fails 3 1 (row_solutions 0 0 1) (Member One 1) (le_n 1) regression_second); apply m;
        of_row
    | at_ 0 0 (1 # 16) 1%nat (told 0 0 (1 # 16));
      apply (negative_fails (1 # 16) 1 1 (le_n 1) (fun x => negative_zero x 1 eq_refl)); apply m; of_row
    | at_ 0 0 (1 # 625) 4%nat (told 0 0 (1 # 625)); apply (negative_fails (1 # 625) 4 4 (le_n 4) steep_zero); apply m;
      of_row ].
