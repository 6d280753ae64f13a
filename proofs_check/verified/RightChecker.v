(** * What is surely right, or surely wrong, is so

    [check_hypotheses] and [check_entries] are what the theorems about B, C and D ask for; then the solutions are what
    these theorems say, and [surely_right] and [surely_wrong] are sound ([right_sound], [wrong_sound]). *)

From Coq Require Import ZArith QArith Qabs Lia List Bool String.
From Barriers Require Import Json Numerals NetworkChecker Intervals WitnessCertificates WitnessChecker.
From Barriers Require Import OrderedFields Archimedean Networks.
From Barriers Require Import Algorithms Computation Sums Optimisation Distances Entries LinearPrograms GeneralFields.
From Barriers Require Import Families Rightness Corners.
Import ListNotations.
Open Scope Q_scope.

(** ** The checker of hypotheses *)

Fixpoint pieces_fit (ws : list Z) (acc r : Z) : bool :=
  if (acc + 2 <=? r)%Z then match ws with [] => true | w :: ws => pieces_fit ws (acc * (w + 1)) r end else false.
Fixpoint products (u v : list Q) : list Q :=
  match u, v with a :: u, b :: v => a * b :: products u v | _, _ => [] end.
Definition column_of (q : list (list Q)) (k : nat) : list Q := map (fun row => nth k row 0) q.
Definition check_orthonormal (q : list (list Q)) (m : nat) : bool :=
  forallb (fun k => forallb (fun l =>
    match total (products (column_of q k) (column_of q l)) with
    | Some s => Qeq_bool s (if (k =? l)%nat then 1 else 0)
    | None => false
    end) (seq 0 m)) (seq 0 m).

Definition check_hypotheses (F : family) : bool :=
  match F with
  | Trained a widths r e c =>
      Qle_bool (1 # 2) a && Qle_bool a 1 && Qle_bool 0 e && qlt e (1 # 2) && (2 <=? hd 0 widths)%Z &&
      match inner_widths widths with [] => false | _ => true end &&
      forallb (fun w => (1 <=? w)%Z) (inner_widths widths) && (last widths 0 =? 1)%Z &&
      pieces_fit (inner_widths widths) 1 r &&
      (qlt 0 e || match c with SupCost | WrongCount => true | _ => false end)
  | Inverse kind top lambda eta m columns q _ =>
      qlt 0 lambda && Qle_bool lambda 1 && Qle_bool 0 eta && qlt eta 1 && (1 <=? m)%Z && (m <? columns)%Z &&
      match q with
      | Some q => (size q =? m)%Z && forallb (fun row => (size row =? m)%Z) q && check_orthonormal q (Z.to_nat m)
      | None => true
      end
  | Linear _ _ y1 m columns => qlt 0 y1 && (1 <=? m)%Z && (m <=? columns - 2)%Z
  end.
Definition check_entries (F : family) (b n : Z) : bool :=
  match least_entry F with
  | Some (least, top) => qlt least top && ((b =? 0)%Z || qlt least (top - quarter_of n))
  | None => true
  end.

(** ** The hypotheses *)

Lemma pieces_fit_sound ws : forall acc r, Forall (fun w => (1 <= w)%Z) ws -> (1 <= acc)%Z ->
  pieces_fit ws acc r = true -> (acc * Z.of_nat (P (map Z.to_nat ws)) + 2 <= r)%Z.
Proof.
  induction ws as [|w ws IH]; intros acc r F A H; cbn [pieces_fit] in H; destruct (Z.leb_spec (acc + 2) r) as [L|];
    try discriminate; [simpl; lia|]. inversion_clear F as [|? ? W F']. cbv beta in W.
  pose proof (IH (acc * (w + 1))%Z r F' ltac:(nia) H) as G. cbn [map]. unfold P in *. cbn [fold_right].
  rewrite Nat2Z.inj_mul, Nat2Z.inj_add, Z2Nat.id by lia. change (Z.of_nat 1) with 1%Z. nia.
Qed.

Lemma of_Q_itself (q : Q) : @of_Q Q_field q == q.
Proof.
  etransitivity; [exact (of_Q_quotient Q_field q)|]. unfold fdiv.
  change (@of_Z Q_field (Qnum q) * / @of_Z Q_field (Zpos (Qden q)) == q). rewrite !of_Z_rational.
  destruct q as [x y]. unfold Qeq, Qmult, Qinv, inject_Z. simpl. rewrite ?Pos.mul_1_r, ?Z.mul_1_r. reflexivity.
Qed.

Lemma sum_products q k l : @sum Q_field (List.length q) (fun i => nth k (nth i q []) 0 * nth l (nth i q []) 0) ==
  sum_of (K := Q_field) (products (column_of q k) (column_of q l)).
Proof.
  induction q as [|row q IH]; [reflexivity|]. cbn [List.length].
  rewrite (sum_first (K := Q_field)). cbn [nth column_of map products]. unfold sum_of in *. cbn [fold_right].
  fold (column_of q k) (column_of q l). rewrite IH.
  match goal with |- _ == fadd ?x ?y => change (nth k row 0 * nth l row 0 + y == x + y) end.
  rewrite of_Q_itself. reflexivity.
Qed.

Lemma check_orthonormal_sound q m : List.length q = m -> check_orthonormal q m = true -> orthonormal_columns q m.
Proof.
  intros L H k l Hk Hl. unfold check_orthonormal in H. rewrite forallb_forall in H.
  specialize (H k ltac:(apply in_seq; lia)). rewrite forallb_forall in H. specialize (H l ltac:(apply in_seq; lia)).
  cbv beta in H. destruct (total _) as [s|] eqn:T; [|discriminate]. apply (total_sum (K := Q_field)) in T.
  apply Qeq_bool_iff in H. rewrite <- L, sum_products, <- H, <- (of_Q_itself s). symmetry. exact T.
Qed.

Lemma hypotheses_hold F : check_hypotheses F = true -> hypotheses F.
Proof.
  destruct F as [a widths r e c|kind top lambda eta m columns q weak|norm top y1 m columns];
    cbn [check_hypotheses hypotheses];
    rewrite !andb_true_iff.
  - intros [[[[[[[[[H1 H2] H3] H4] H5] H6] H7] H8] H9] H10]. apply Qle_bool_iff in H1, H2, H3. apply qlt_iff in H4.
    apply Z.leb_le in H5. apply Z.eqb_eq in H8. rewrite forallb_forall in H7.
    assert (FP : Forall (fun w => (1 <= w)%Z) (inner_widths widths)).
    { apply Forall_forall. intros w W. apply Z.leb_le, H7, W. }
    apply pieces_fit_sound in H9; [|exact FP|lia]. rewrite Z.mul_1_l in H9.
    split; [auto|]. split; [auto|]. split; [exact H5|].
    split; [destruct (inner_widths widths); congruence|]. split; [exact FP|]. split; [exact H8|]. split; [exact H9|].
    apply orb_true_iff in H10. rewrite qlt_iff in H10. destruct H10 as [H|H]; [left; exact H|right].
    destruct c; auto; discriminate.
  - intros [[[[[[H1 H2] H3] H4] H5] H6] H7]. apply Qle_bool_iff in H2, H3. apply qlt_iff in H1, H4.
    apply Z.leb_le in H5. apply Z.ltb_lt in H6. split; [auto|]. split; [auto|]. split; [auto|].
    destruct q as [q|]; [|exact I]. rewrite !andb_true_iff in H7. destruct H7 as [[L F] O].
    apply Z.eqb_eq in L. rewrite size_length in L. rewrite forallb_forall in F.
    assert (Lq : List.length q = Z.to_nat m) by lia. split; [split; [exact Lq|]|apply check_orthonormal_sound;
      assumption].
    apply Forall_forall. intros row Hr. specialize (F row Hr). cbv beta in F. apply Z.eqb_eq in F.
    rewrite size_length in F. lia.
  - intros [[H1 H2] H3]. apply qlt_iff in H1. apply Z.leb_le in H2, H3. auto.
Qed.

Lemma entries_hold F b n : check_entries F b n = true -> admits F b n.
Proof.
  unfold check_entries, admits. destruct (least_entry F) as [[least top]|]; [|auto].
  rewrite andb_true_iff, orb_true_iff, !qlt_iff, Z.eqb_eq. intros [H1 [H2|H2]]; split; auto; intros; contradiction.
Qed.

Lemma hypotheses_sized F : hypotheses F -> sized F.
Proof.
  destruct F as [a widths r e c|kind top lambda eta m columns q weak|norm top y1 m columns]; cbn [hypotheses sized].
  - intros (A & _ & D & _ & _ & _ & Pr & _). split; [exact A|]. split; [exact D|lia].
  - intros (_ & _ & M & Q). split; [lia|]. split; [lia|]. destruct q; [apply Q|exact I].
  - intros (_ & M). lia.
Qed.

Section Sound.
Context {K : archimedean_field}.
Open Scope field_scope.
Local Notation "0" := (@fzero K) : field_scope.
Local Notation "1" := (@fone K) : field_scope.
Add Field K_f : (K_field K) (morphism (of_Q_morph K), constants [f_cst], setoid (K_setoid K) (K_ext K)).
Local Notation pair := (@pair K).
Local Notation q0 := (0%Q) (only parsing).

Lemma sum_q n (f : nat -> Q) : (of_Q (@sum Q_field n f) : K) == sum n (fun i => of_Q (f i)).
Proof. induction n as [|n IH]; [reflexivity|]. cbn [sum]. rewrite <- IH. apply q_add. Qed.

Lemma orthonormal_in q m : orthonormal_columns q m -> forall k l, (k < m)%nat -> (l < m)%nat ->
  sum m (fun i => entry_of (K := K) q i k * entry_of q i l) == if (k =? l)%nat then 1 else 0.
Proof.
  intros H k l Hk Hl. specialize (H k l Hk Hl). apply (of_Q_eq K) in H. rewrite sum_q in H.
  transitivity (sum m (fun i => of_Q (nth k (nth i q []) q0 * nth l (nth i q []) q0)%Q : K)).
  - apply sum_same. intros i _. unfold entry_of. symmetry. apply q_mul.
  - rewrite H. destruct (k =? l)%nat; reflexivity.
Qed.

(** ** C *)

Section Inverse.
Variables (kind : inverse_kind) (top lambda eta : Q) (m columns : Z) (q : option (list (list Q))) (weak : bool).
Variables (b n : Z).
Let F := Inverse kind top lambda eta m columns q weak.
Hypothesis good : hypotheses F.
Hypothesis entries : admits F b n.
Hypothesis branch : (0 <= b <= 2)%Z.
Let p : program_over K := problem_of kind lambda eta.
Let t : K := of_Q top.
Let c : Q := corner F.

Lemma inverse_admitted : admitted p t.
Proof.
  destruct good as ((L & _) & (E0 & E1) & _). destruct entries as [T _].
  apply (of_Q_lt K) in L, E1, T. apply (of_Q_le K) in E0. change (of_Q 0) with 0 in *. change (of_Q 1) with 1 in *.
  unfold p, problem_of, admitted, t. destruct kind; repeat split; assumption.
Qed.
Lemma top_positive_Q : (0 < top)%Q.
Proof.
  destruct good as ((L & _) & _). destruct entries as [T _]. destruct kind; cbn [least_entry] in T;
    [exact T|eapply Qlt_trans; [exact L|exact T]|eapply Qlt_trans; [exact L|exact T]].
Qed.
Lemma coefficient_is : coefficient p t == of_Q c.
Proof.
  pose proof top_positive_Q as T. pose proof T as T'. apply (of_Q_lt K) in T'. change (of_Q 0) with 0 in T'.
  unfold p, problem_of, coefficient, c, corner, F, t. destruct kind.
  - rewrite (q_div _ _ T), q_sub. reflexivity.
  - assert (P : (0 < (2 # 1) * top * top)%Q) by (repeat apply Qmult_lt_0_compat; (exact T || reflexivity)).
    rewrite (q_div _ _ P), q_sub, !q_mul. reflexivity.
  - rewrite (q_div _ _ T). reflexivity.
Qed.
Lemma corner_nonneg : (0 <= c)%Q.
Proof.
  assert (H : 0 <= (of_Q c : K)).
  { rewrite <- coefficient_is. pose proof inverse_admitted as Ad. pose proof (admitted_positive p t Ad) as P.
    pose proof (coefficient_times p t P) as E. assert (I : 0 < / t) by (apply inv_positive, P).
    assert (Ki : t * / t == 1) by (apply mult_inv_r; fra). apply (mult_le_cancel _ _ t P). rewrite E.
    unfold p, problem_of in *. destruct kind; simpl in *; fnra. }
  apply Qnot_lt_le. intros L. apply (of_Q_lt K) in L. change (of_Q 0) with 0 in L. fra.
Qed.

Lemma inverse_solutions y :
  minimiser p (Z.to_nat m) (Z.to_nat columns) (inverse_matrix top m q (fork_of b n)) (inverse_side m q) y <->
  exists u z, equal (Z.to_nat columns) y (pair u z) /\ in_segment b (of_Q c) u z.
Proof.
  destruct good as (_ & _ & M & Q).
  assert (R : minimiser p (Z.to_nat m) (Z.to_nat columns) (inverse_matrix top m q (fork_of b n)) (inverse_side m q)
    y <->
    minimiser p (Z.to_nat m) (Z.to_nat columns) (family_matrix (first_entry t (fork_of b n))
      (second_entry t (fork_of b n))
      (fun _ => 1) (fun _ => 0) (Z.to_nat m)) e1 y).
  { unfold inverse_matrix, inverse_side. destruct q as [q'|]; [|reflexivity]. destruct Q as [_ O].
    apply C0_invariant. apply orthonormal_in, O. }
  rewrite R. clear R.
  destruct (Z.to_nat m) as [|m'] eqn:Em; [lia|]. destruct (Z.to_nat columns) as [|[|N']] eqn:En; try lia.
  pose proof inverse_admitted as Ad. pose proof (admitted_positive p t Ad) as P. pose proof coefficient_is as E.
  pose proof (of_Q_le K q0 c corner_nonneg) as CN. change (of_Q q0) with 0 in CN.
  assert (G : forall j : nat, 0 <= (fun _ : nat => 0) j < t) by (intros; cbv beta; fra).
  assert (Low : b <> 0%Z -> 0 <= t - quarter (Z.to_nat n) < t).
  { intros B. split; [|apply lowered_lt]. destruct entries as [_ En']. specialize (En' B).
    assert (N0 : (0 <= n)%Z \/ (n < 0)%Z) by lia. destruct good as ((L & _) & _).
    assert (H : (0 < top - quarter_of n)%Q).
    { destruct kind; cbn [least_entry] in En'; [exact En'|eapply Qlt_trans; [exact L|exact En']|eapply Qlt_trans;
      [exact L|exact En']]. }
    apply (of_Q_lt K) in H. change (of_Q 0) with 0 in H. rewrite q_sub in H. destruct N0 as [N0|N0].
    - rewrite (quarter_is n N0) in H. unfold t. fra.
    - unfold quarter_of in H. rewrite Z.pow_neg_r in H by exact N0. simpl in H.
      replace (Z.to_nat n) with O by lia. unfold quarter. cbn [fpower]. change (of_Q (1 # 1)) with 1 in H. unfold t.
      fra. }
  unfold fork_of, in_segment. assert (B : b = 0%Z \/ b = 1%Z \/ b = 2%Z) by lia. destruct B as [-> | [-> | ->]];
    cbn [Z.eqb Pos.eqb first_entry second_entry].
  - rewrite (C0_equal p _ _ m' N' t y Ad G). setoid_rewrite E. split; intros (u & z & H); exists u, z;
    intuition discriminate.
  - rewrite (C0_first p _ _ m' N' t _ y (Low ltac:(discriminate)) Ad G). split.
    + intros Eq. exists (of_Q c), 0.
      split; [intros j Hj; rewrite (Eq j Hj); destruct j as [|[|j]]; simpl; fra|].
      repeat split; (fra || (intros; discriminate) || reflexivity).
    + intros (u & z & Eq & U & Z & S & Hz & _). specialize (Hz eq_refl). intros j Hj. rewrite (Eq j Hj).
      destruct j as [|[|j]]; simpl; fra.
  - rewrite (C0_second p _ _ m' N' _ t y (Low ltac:(discriminate)) Ad G). split.
    + intros Eq. exists 0, (of_Q c).
      split; [intros j Hj; rewrite (Eq j Hj); destruct j as [|[|j]]; simpl; fra|].
      repeat split; (fra || (intros; discriminate) || reflexivity).
    + intros (u & z & Eq & U & Z & S & _ & Hu). specialize (Hu eq_refl). intros j Hj. rewrite (Eq j Hj).
      destruct j as [|[|j]]; simpl; fra.
Qed.
End Inverse.

(** ** D *)

Section Linear.
Variables (s : length_kind) (top y1 : Q) (m columns : Z) (b n : Z).
Let F := Linear s top y1 m columns.
Hypothesis good : hypotheses F.
Hypothesis entries : admits F b n.
Hypothesis branch : (0 <= b <= 2)%Z.
Let t : K := of_Q top.
Let c : Q := corner F.

Lemma linear_positive : 0 < t /\ 0 < (of_Q y1 : K) /\ (0 < top)%Q /\ (0 < y1)%Q.
Proof.
  destruct good as [Y _]. destruct entries as [T _]. pose proof Y as Y'. pose proof T as T'.
  apply (of_Q_lt K) in Y', T'. change (of_Q 0) with 0 in Y', T'. auto.
Qed.
Lemma linear_corner : t * of_Q c == of_Q y1.
Proof.
  destruct linear_positive as (T & Y & T' & _). unfold c, corner, F. rewrite (q_div _ _ T'). unfold t in *.
  field. fra.
Qed.
Lemma linear_corner_nonneg : (0 <= c)%Q.
Proof.
  destruct linear_positive as (_ & _ & T & Y). unfold c, corner, F, Qdiv. apply Qlt_le_weak, Qmult_lt_0_compat;
    [exact Y|apply Qinv_lt_0_compat, T].
Qed.

Lemma linear_solutions_are y :
  optimal (Z.to_nat m - 1) (Z.to_nat columns - 3) (first_entry t (fork_of b n)) (second_entry t (fork_of b n))
    (of_Q y1) y <->
  exists u z, equal (Z.to_nat columns) y (pair u z) /\ in_segment b (of_Q c) u z.
Proof.
  destruct linear_positive as (T & Y & T' & _). pose proof linear_corner as C. destruct good as [_ M].
  assert (Low : b <> 0%Z -> 0 < t - quarter (Z.to_nat n) < t).
  { intros B. split; [|apply lowered_lt]. destruct entries as [_ H]. specialize (H B).
    apply (of_Q_lt K) in H. change (of_Q 0) with 0 in H. rewrite q_sub in H.
    assert (N0 : (0 <= n)%Z \/ (n < 0)%Z) by lia. destruct N0 as [N0|N0].
    - rewrite (quarter_is n N0) in H. unfold t. fra.
    - unfold quarter_of in H. rewrite Z.pow_neg_r in H by exact N0. simpl in H.
      replace (Z.to_nat n) with O by lia. unfold quarter. cbn [fpower]. change (of_Q (1 # 1)) with 1 in H. unfold t.
      fra. }
  replace (Z.to_nat columns) with (S (S (S (Z.to_nat columns - 3)))) by lia.
  set (N' := (Z.to_nat columns - 3)%nat). replace (S (S (S N')) - 3)%nat with N' by lia. unfold fork_of, in_segment.
  assert (Cancel : forall u : K, t * u == of_Q y1 <-> u == of_Q c).
  { intros u. rewrite <- C. split; intros H; [apply (mult_cancel _ _ t T), H|rewrite H; reflexivity]. }
  assert (B : b = 0%Z \/ b = 1%Z \/ b = 2%Z) by lia. destruct B as [-> | [-> | ->]];
    cbn [Z.eqb Pos.eqb first_entry second_entry].
  - rewrite D_solutions by assumption. destruct (lt_le_dec t t) as [L|_]; [fra|]. setoid_rewrite Cancel.
    split; intros (u & z & H); exists u, z; intuition (discriminate || fra).
  - specialize (Low ltac:(discriminate)). rewrite D_solutions by (try assumption; apply Low).
    destruct (lt_le_dec t (t - quarter (Z.to_nat n))) as [L|_]; [fra|]. setoid_rewrite Cancel.
    split; intros (u & z & Eq & U & Z & S & H1 & H2); exists u, z.
    + repeat split; try assumption; intros; try discriminate. apply H2, Low.
    + repeat split; try assumption; intros; [fra|]. apply H1. reflexivity.
  - specialize (Low ltac:(discriminate)). rewrite D_solutions by (try assumption; apply Low).
    destruct (lt_le_dec (t - quarter (Z.to_nat n)) t) as [_|L]; [|fra]. setoid_rewrite Cancel.
    split; intros (u & z & Eq & U & Z & S & H1 & H2); exists u, z.
    + repeat split; try assumption; intros; try discriminate. apply H1, Low.
    + repeat split; try assumption; intros; [apply H2; reflexivity|fra].
Qed.
End Linear.

(** ** All *)

Variables (F : family) (epshat : K) (alpha : Q) (b n : Z) (v : list Q).
Hypothesis good : hypotheses F.
Hypothesis entries : admits F b n.
Hypothesis tolerance : tolerated F epshat.
Hypothesis alpha_nonneg : (0 <= alpha)%Q.
Hypothesis branch : (0 <= b <= 2)%Z.
Hypothesis length_v : Z.of_nat (List.length v) = outputs_of F.

Theorem right_sound : surely_right F alpha b v = true -> right F epshat alpha b n v.
Proof.
  destruct F as [a widths r e c|kind top lambda eta m columns q weak|s top y1 m columns] eqn:EF;
    cbn [outputs_of] in length_v.
  - apply trained_right; assumption.
  - unfold surely_right, gap. destruct (off_corners _ _ b v) as [off|] eqn:O; [|discriminate]. cbn [bind].
    intros H. apply Qle_bool_iff in H. destruct v as [|v0 [|v1 rest]]; try discriminate.
    unfold right. replace (Z.to_nat columns) with (S (S (List.length rest))) by (simpl in length_v; lia).
    apply (corners_right LengthTwo v0 v1 rest (corner F) b alpha _ off); subst F; try assumption.
    + apply (corner_nonneg kind top lambda eta m columns q weak b n good entries).
    + intros y. pose proof (inverse_solutions kind top lambda eta m columns q weak b n good entries branch y) as I.
      replace (Z.to_nat columns) with (S (S (List.length rest))) in I by (simpl in length_v; lia). exact I.
  - unfold surely_right, gap. destruct (off_corners _ _ b v) as [off|] eqn:O; [|discriminate]. cbn [bind].
    intros H. apply Qle_bool_iff in H. destruct v as [|v0 [|v1 rest]]; try discriminate.
    unfold right. pose proof (linear_solutions_are s top y1 m columns b n good entries branch) as I.
    replace (Z.to_nat columns) with (S (S (List.length rest))) in * by (simpl in length_v; lia).
    apply (corners_right s v0 v1 rest (corner F) b alpha _ off); subst F; try assumption.
    apply (linear_corner_nonneg s top y1 m columns b n good entries).
Qed.

Theorem wrong_sound : surely_wrong F alpha b v = true -> ~ right F epshat alpha b n v.
Proof.
  destruct F as [a widths r e c|kind top lambda eta m columns q weak|s top y1 m columns] eqn:EF;
    cbn [outputs_of] in length_v.
  - apply trained_wrong; assumption.
  - unfold surely_wrong, gap. destruct (off_corners _ _ b v) as [off|] eqn:O; [|discriminate]. cbn [bind].
    intros H. apply qlt_iff in H. destruct v as [|v0 [|v1 rest]]; try discriminate.
    unfold right. pose proof (inverse_solutions kind top lambda eta m columns q weak b n good entries branch) as I.
    replace (Z.to_nat columns) with (S (S (List.length rest))) in * by (simpl in length_v; lia).
    apply (corners_wrong LengthTwo v0 v1 rest (corner F) b alpha _ off); subst F; try assumption.
    apply (corner_nonneg kind top lambda eta m columns q weak b n good entries).
  - unfold surely_wrong, gap. destruct (off_corners _ _ b v) as [off|] eqn:O; [|discriminate]. cbn [bind].
    intros H. apply qlt_iff in H. destruct v as [|v0 [|v1 rest]]; try discriminate.
    unfold right. pose proof (linear_solutions_are s top y1 m columns b n good entries branch) as I.
    replace (Z.to_nat columns) with (S (S (List.length rest))) in * by (simpl in length_v; lia).
    apply (corners_wrong s v0 v1 rest (corner F) b alpha _ off); subst F; try assumption.
    apply (linear_corner_nonneg s top y1 m columns b n good entries).
Qed.
End Sound.
