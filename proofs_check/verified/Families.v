(** * The families of B, C and D, from their parameters: inputs and their evaluations

    The inputs of a family are the limit (branch 0) and the members n of its branches (1, 2).  [evaluations F b n] are
    the evaluations of an input, in the words of the theorems about B, C and D; [evaluation F b n k] computes them. *)

From Coq Require Import ZArith QArith Qabs Lia List Bool String.
From Barriers Require Import Json Numerals NetworkChecker Intervals WitnessCertificates WitnessChecker.
From Barriers Require Import OrderedFields Archimedean Networks Classification Minimisers.
From Barriers Require Import Algorithms Computation Sums Optimisation Distances Entries LinearPrograms.
Import ListNotations.
Open Scope Q_scope.

Inductive cost_name := SupCost | WrongCount | SumAbsolute | SumSquare | MeanAbsolute | MeanSquare | MeanFourthPower.
Inductive inverse_kind := KindP1 | KindP2 | KindP3.
Inductive length_kind := LengthOne | LengthTwo | LengthInf.
Inductive family :=
| Trained (a : Q) (widths : list Z) (r : Z) (eps : Q) (cost : cost_name)
| Inverse (kind : inverse_kind) (alpha lambda eta : Q) (m columns : Z) (q : option (list (list Q))) (weak : bool)
| Linear (norm : length_kind) (alpha y1 : Q) (m columns : Z).

(** d and N of an architecture (d; N; 1) *)
Definition dimension_of (widths : list Z) : nat := Z.to_nat (hd 0%Z widths).
Definition inner_widths (widths : list Z) : list Z := removelast (tl widths).
Definition hidden_of (widths : list Z) : list nat := map Z.to_nat (inner_widths widths).

Definition fork_of (b n : Z) : fork :=
  if (b =? 0)%Z then Limit else Member (if (b =? 1)%Z then Computation.One else Computation.Two) (Z.to_nat n).

(** ** What they are *)

Section Meaning.
Context {K : archimedean_field}.
Open Scope field_scope.
Local Notation "0" := (@fzero K) : field_scope.
Local Notation "1" := (@fone K) : field_scope.

(** eps(r) 4^-n, and 0 for the limit *)
Definition shift_of (b n r : Z) : K :=
  if (b =? 0)%Z then 0 else eps (Z.to_nat r) * of_Q (power (1 # 4) (Z.to_nat n)).
Definition trained_on (a : Q) (widths : list Z) (r b n : Z) : list (Networks.vector K) :=
  training_set (dimension_of widths) (of_Q a) (shift_of b n r) (Z.to_nat r).

(** The entries of Q, and the matrices and right sides of C: all b_i are 1, and y is e_1. *)
Definition entry_of (q : list (list Q)) (i j : nat) : K := of_Q (nth j (nth i q []) 0%Q).
Definition inverse_matrix (alpha : Q) (m : Z) (q : option (list (list Q))) (iota : fork) : nat -> nat -> K :=
  let A := family_matrix (first_entry (of_Q alpha) iota) (second_entry (of_Q alpha) iota)
    (fun _ => 1) (fun _ => 0) (Z.to_nat m) in
  match q with Some q => rotate_matrix (Z.to_nat m) (entry_of q) A | None => A end.
Definition inverse_side (m : Z) (q : option (list (list Q))) : nat -> K :=
  match q with Some q => times (Z.to_nat m) (entry_of q) e1 | None => e1 end.

Definition evaluations (F : family) (b n : Z) : nat -> K :=
  match F with
  | Trained a widths r _ _ => fun k =>
      let d := dimension_of widths in
      if (k <? Z.to_nat r * d)%nat then nth (k mod d) (nth (k / d) (trained_on a widths r b n) []) 0 else 0
  | Inverse _ alpha _ _ m columns q _ =>
      data (Z.to_nat m) (Z.to_nat columns) (inverse_matrix alpha m q (fork_of b n)) (inverse_side m q)
  | Linear _ alpha y1 m columns =>
      data (Z.to_nat m) (Z.to_nat columns)
        (program_matrix (first_entry (of_Q alpha) (fork_of b n)) (second_entry (of_Q alpha) (fork_of b n)))
        (load (of_Q y1))
  end.
End Meaning.

(** ** How many, and how they are computed *)

Definition evaluations_count (F : family) : Z :=
  match F with
  | Trained _ widths r _ _ => r * hd 0 widths
  | Inverse _ _ _ _ m columns _ _ | Linear _ _ _ m columns => m * columns + m
  end%Z.
Definition quarter_of (n : Z) : Q := 1 # Z.to_pos (4 ^ n).
Definition first_of (alpha : Q) (b n : Z) : Q := if (b =? 2)%Z then alpha - quarter_of n else alpha.
Definition second_of (alpha : Q) (b n : Z) : Q := if (b =? 1)%Z then alpha - quarter_of n else alpha.

(** The product of a row with a column whose entries are computed, zeros left out. *)
Fixpoint along (l : Z) (row : list Q) (column : Z -> Q) : Q :=
  match row with
  | [] => 0
  | x :: row =>
      let c := column l in if Qeq_bool c 0 then along (l + 1) row column else x * c + along (l + 1) row column
  end.
Definition inverse_entry (u v : Q) (i j : Z) : Q :=
  if (i =? 0)%Z then if (j =? 0)%Z then u else if (j =? 1)%Z then v else 0
  else if (j =? i + 1)%Z then 1 else 0.
Definition program_entry (u v : Q) (i j : Z) : Q :=
  if (i =? 0)%Z then if (j =? 0)%Z then u else if (j =? 1)%Z then v else if (j =? 2)%Z then - (1) else 0
  else if (j =? i + 2)%Z then 1 else 0.
Definition unit_entry (i : Z) : Q := if (i =? 0)%Z then 1 else 0.

Definition evaluation (F : family) (b n : Z) : Z -> Q :=
  match F with
  | Trained a widths r _ _ =>
      let d := hd 0%Z widths in
      let shift := if (b =? 0)%Z then 0 else 1 / inject_Z ((4 * r + 3) * (2 * r + 2)) * quarter_of n in
      fun k =>
        let j := (k / d + 1)%Z in let i := (k mod d)%Z in
        if (i =? 0)%Z then a / (inject_Z j + (3 # 4))
        else if (i =? 1)%Z then if Z.even j then shift else 0 else 0
  | Inverse _ alpha _ _ m columns q _ =>
      let u := first_of alpha b n in let v := second_of alpha b n in
      fun k =>
        let i := (k / columns)%Z in let j := (k mod columns)%Z in
        if (k <? m * columns)%Z then
          match q with
          | Some q => along 0 (nth (Z.to_nat i) q []) (fun l => inverse_entry u v l j)
          | None => inverse_entry u v i j
          end
        else
          let i := (k - m * columns)%Z in
          match q with Some q => along 0 (nth (Z.to_nat i) q []) unit_entry | None => unit_entry i end
  | Linear _ alpha y1 m columns =>
      let u := first_of alpha b n in let v := second_of alpha b n in
      fun k =>
        if (k <? m * columns)%Z then program_entry u v (k / columns) (k mod columns)
        else if (k =? m * columns)%Z then y1 else 0
  end.

(** ** Soundness *)

Lemma power_of_fraction (c : positive) n : (0 <= n)%Z -> power (1 # c) (Z.to_nat n) == 1 # Z.to_pos (Zpos c ^ n).
Proof.
  intros N. rewrite <- (Z2Nat.id n N) at 2. generalize (Z.to_nat n) as k. clear. intros k.
  induction k as [|k IH]; [reflexivity|]. cbn [power]. rewrite IH, Nat2Z.inj_succ, Z.pow_succ_r by lia.
  assert (P : (0 < Zpos c ^ Z.of_nat k)%Z) by (apply Z.pow_pos_nonneg; lia).
  destruct (Zpos c ^ Z.of_nat k)%Z as [|d|d]; try lia. reflexivity.
Qed.

Section Sound.
Context {K : archimedean_field}.
Open Scope field_scope.
Local Notation "0" := (@fzero K) : field_scope.
Local Notation "1" := (@fone K) : field_scope.
Add Field K_f : (K_field K) (morphism (of_Q_morph K), constants [f_cst], setoid (K_setoid K) (K_ext K)).
Local Notation evaluations := (@evaluations K).

Lemma q_inv (p : Q) : (0 < p)%Q -> (of_Q (/ p)%Q : K) == / of_Q p.
Proof.
  intros P. pose proof (of_Q_lt K _ _ P) as L. change (of_Q 0) with 0 in L. apply (mult_cancel _ _ (of_Q p) L).
  rewrite mult_inv_r by fra. rewrite <- q_mul, (of_Q_eq K _ 1%Q); [reflexivity|].
  apply Qmult_inv_r. intros E. rewrite E in P. discriminate.
Qed.
Lemma q_div (p r : Q) : (0 < r)%Q -> (of_Q (p / r)%Q : K) == of_Q p / of_Q r.
Proof. intros P. unfold Qdiv, fdiv. rewrite q_mul, q_inv by exact P. reflexivity. Qed.

Lemma quarter_is n : (0 <= n)%Z -> (of_Q (quarter_of n) : K) == quarter (Z.to_nat n).
Proof. intros N. rewrite quarter_power. apply of_Q_eq. symmetry. apply (power_of_fraction 4 n N). Qed.

Lemma entries_are alpha b n : (0 <= b <= 2)%Z -> (0 <= n)%Z ->
  (of_Q (first_of alpha b n) : K) == first_entry (of_Q alpha) (fork_of b n) /\
  (of_Q (second_of alpha b n) : K) == second_entry (of_Q alpha) (fork_of b n).
Proof.
  intros B N. assert (C : b = 0%Z \/ b = 1%Z \/ b = 2%Z) by lia. unfold first_of, second_of, fork_of.
  destruct C as [-> | [-> | ->]]; simpl; rewrite ?q_sub, ?(quarter_is n N); split; reflexivity.
Qed.

Lemma along_sum row (column : Z -> Q) (C : nat -> K) : forall l,
  (forall i, (i < List.length row)%nat -> of_Q (column (l + Z.of_nat i)%Z) == C i) ->
  of_Q (along l row column) == sum (List.length row) (fun i => of_Q (nth i row 0%Q) * C i).
Proof.
  revert C. induction row as [|x row IH]; intros C l H; [reflexivity|]. cbn [along List.length]. rewrite sum_first.
  assert (E : of_Q (along (l + 1) row column) == sum (List.length row) (fun i => of_Q (nth i row 0%Q) * C (S i))).
  { apply IH. intros i Hi. rewrite <- (H (S i)) by (simpl; lia). replace (l + 1 + Z.of_nat i)%Z with
      (l + Z.of_nat (S i))%Z by lia. reflexivity. }
  pose proof (H O ltac:(simpl; lia)) as H0. replace (l + Z.of_nat 0)%Z with l in H0 by lia.
  destruct (Qeq_bool (column l) 0) eqn:Z0.
  - apply (qeq_field (K := K)) in Z0. rewrite Z0 in H0. change (of_Q 0) with 0 in H0. rewrite E. cbn [nth].
    rewrite <- H0. ring.
  - rewrite q_add, q_mul, E, H0. reflexivity.
Qed.

Lemma inverse_entry_is (u v : Q) (u' v' : K) m i j : of_Q u == u' -> of_Q v == v' ->
  (0 <= i)%Z -> (0 <= j)%Z ->
  of_Q (inverse_entry u v i j) == family_matrix u' v' (fun _ => 1) (fun _ => 0) m (Z.to_nat i) (Z.to_nat j).
Proof.
  intros U V Hi Hj. unfold inverse_entry, family_matrix.
  destruct (Z.eqb_spec i 0) as [->|Ni].
  - change (Z.to_nat 0) with O. destruct (Z.eqb_spec j 0) as [->|N0]; [exact U|].
    destruct (Z.eqb_spec j 1) as [->|N1]; [exact V|]. destruct (Z.to_nat j) as [|[|k]] eqn:E; try lia.
    destruct (_ <=? _)%nat; reflexivity.
  - destruct (Z.to_nat i) as [|k] eqn:E; [lia|].
    destruct (Z.eqb_spec j (i + 1)), (Nat.eqb_spec (Z.to_nat j) (S k + 1)); try lia; reflexivity.
Qed.
Lemma program_entry_is (u v : Q) (u' v' : K) i j : of_Q u == u' -> of_Q v == v' ->
  (0 <= i)%Z -> (0 <= j)%Z ->
  of_Q (program_entry u v i j) == program_matrix u' v' (Z.to_nat i) (Z.to_nat j).
Proof.
  intros U V Hi Hj. unfold program_entry, program_matrix.
  destruct (Z.eqb_spec i 0) as [->|Ni].
  - change (Z.to_nat 0) with O. destruct (Z.eqb_spec j 0) as [->|N0]; [exact U|].
    destruct (Z.eqb_spec j 1) as [->|N1]; [exact V|]. destruct (Z.to_nat j) as [|[|k]] eqn:E; try lia.
    destruct (Z.eqb_spec j 2) as [->|N2]; [injection E as <-; reflexivity|].
    destruct k; [lia|]. reflexivity.
  - destruct (Z.to_nat i) as [|k] eqn:E; [lia|].
    destruct (Z.eqb_spec j (i + 2)), (Nat.eqb_spec (Z.to_nat j) (S k + 2)); try lia; reflexivity.
Qed.

(** Of a row and a column. *)
Lemma data_at (m N : Z) (A : nat -> nat -> K) y k : (0 <= k)%Z -> (0 <= m)%Z -> (0 < N)%Z ->
  data (Z.to_nat m) (Z.to_nat N) A y (Z.to_nat k) =
  if (k <? m * N)%Z then A (Z.to_nat (k / N)) (Z.to_nat (k mod N)) else y (Z.to_nat (k - m * N)).
Proof.
  intros Hk Hm HN. unfold data. rewrite <- Z2Nat.inj_mul by lia. rewrite <- Z2Nat.inj_div, <- Z2Nat.inj_mod by lia.
  rewrite <- Z2Nat.inj_sub by nia. destruct (Z.ltb_spec k (m * N)), (Nat.ltb_spec (Z.to_nat k) (Z.to_nat (m * N)));
    try reflexivity; nia.
Qed.

(** ** Parameters that are admitted *)

Definition well_shaped (q : option (list (list Q))) (m : Z) : Prop :=
  match q with Some q => List.length q = Z.to_nat m /\ Forall (fun row => List.length row = Z.to_nat m) q
  | None => True end.
Definition sized (F : family) : Prop :=
  match F with
  | Trained a widths r _ _ => ((1 # 2) <= a <= 1)%Q /\ (2 <= hd 0 widths)%Z /\ (0 <= r)%Z
  | Inverse _ _ _ _ m columns q _ => (1 <= m)%Z /\ (0 < columns)%Z /\ well_shaped q m
  | Linear _ _ _ m columns => (1 <= m)%Z /\ (0 < columns)%Z
  end.

Lemma trained_evaluation a widths r eps' cost b n k : sized (Trained a widths r eps' cost) -> (0 <= n)%Z ->
  (0 <= k < r * hd 0 widths)%Z ->
  of_Q (evaluation (Trained a widths r eps' cost) b n k) ==
  evaluations (Trained a widths r eps' cost) b n (Z.to_nat k).
Proof.
  intros (Ha & Hd & Hr) Hn Hk. unfold evaluation, evaluations, trained_on, dimension_of.
  set (d := hd 0%Z widths) in *. rewrite <- Z2Nat.inj_mul by lia.
  destruct (Nat.ltb_spec (Z.to_nat k) (Z.to_nat (r * d))); [|lia].
  rewrite <- Z2Nat.inj_div, <- Z2Nat.inj_mod by lia.
  assert (J : (0 <= k / d < r)%Z).
  { split; [apply Z.div_pos; lia|apply Z.div_lt_upper_bound; lia]. }
  assert (A : $(1 # 2) <= (of_Q a : K) <= 1).
  { split; [apply (of_Q_le K (1 # 2) a)|apply (of_Q_le K a 1%Q)]; apply Ha. }
  unfold training_set. set (j := (k / d)%Z) in *.
  set (at_ := z_point (Z.to_nat d) (of_Q a : K) (shift_of b n r)).
  assert (E0 : nth (Z.to_nat j) (map at_ (seq 1 (Z.to_nat r))) [] = at_ (1 + Z.to_nat j)%nat).
  { rewrite (nth_indep _ _ (at_ O)) by (rewrite map_length, seq_length; lia). rewrite map_nth, seq_nth by lia.
    reflexivity. }
  rewrite E0. unfold at_, z_point.
  rewrite (f_x_point (Z.to_nat d) (of_Q a) (Z.to_nat r) (1 + Z.to_nat j) A) by lia.
  pose proof (Z.mod_pos_bound k d ltac:(lia)) as M. set (i := (k mod d)%Z) in *.
  destruct (Z.eqb_spec i 0) as [->|N0].
  - change (Z.to_nat 0) with O. cbn [nth]. unfold abscissa.
    assert (P : (0 < inject_Z (j + 1) + (3 # 4))%Q).
    { unfold Qlt. simpl. lia. }
    rewrite (q_div a _ P), q_add. unfold Qnat. replace (Z.of_nat (1 + Z.to_nat j)) with (j + 1)%Z by lia. reflexivity.
  - destruct (Z.eqb_spec i 1) as [->|N1].
    + change (Z.to_nat 1) with 1%nat. cbn [nth]. unfold label.
      assert (Ev : Nat.even (1 + Z.to_nat j) = Z.even (j + 1)).
      { rewrite <- (Z2Nat.id j) at 2 by lia. replace (Z.of_nat (Z.to_nat j) + 1)%Z with
          (Z.of_nat (1 + Z.to_nat j)) by lia.
        generalize (1 + Z.to_nat j)%nat as x. clear. intros x. apply eq_true_iff_eq. rewrite Nat.even_spec, Z.even_spec.
        split; intros [y E]; [exists (Z.of_nat y); lia|exists (Z.to_nat y); lia]. }
      rewrite Ev. destruct (Z.even (j + 1)); [|change (of_Q 0) with 0; ring].
      unfold shift_of. destruct (b =? 0)%Z; [change (of_Q 0) with 0; ring|].
      assert (P : (0 < inject_Z ((4 * r + 3) * (2 * r + 2)))%Q) by
        (change 0%Q with (inject_Z 0); rewrite <- Zlt_Qlt; nia).
      rewrite q_mul, (q_div 1 _ P). unfold quarter_of.
      rewrite <- (of_Q_eq K _ _ (power_of_fraction 4 n Hn)). unfold Classification.eps, Qnat.
      rewrite Z2Nat.id by exact Hr.
      assert (E : (of_Q (inject_Z ((4 * r + 3) * (2 * r + 2))) : K) ==
        ($4 * of_Z r + $3) * ($2 * of_Z r + $2)).
      { change (of_Q (inject_Z ((4 * r + 3) * (2 * r + 2)))) with (of_Z ((4 * r + 3) * (2 * r + 2)) : K).
        rewrite of_Z_times, !of_Z_plus, !of_Z_times. reflexivity. }
      rewrite E. change (of_Q 1) with 1. ring.
    + destruct (Z.to_nat i) as [|[|x]] eqn:Ei; try lia. cbn [nth]. rewrite nth_repeat. reflexivity.
Qed.

Lemma inverse_evaluation_is kind alpha lambda eta m columns q weak b n k :
  sized (Inverse kind alpha lambda eta m columns q weak) -> (0 <= b <= 2)%Z -> (0 <= n)%Z ->
  (0 <= k < m * columns + m)%Z ->
  of_Q (evaluation (Inverse kind alpha lambda eta m columns q weak) b n k) ==
  evaluations (Inverse kind alpha lambda eta m columns q weak) b n (Z.to_nat k).
Proof.
  intros (Hm & Hc & Hq) Hb Hn Hk. destruct (entries_are alpha b n Hb Hn) as [U V]. unfold evaluation, evaluations.
  rewrite data_at by lia. pose proof (Z.mod_pos_bound k columns Hc) as M.
  assert (Unit : forall i, (0 <= i)%Z -> (of_Q (unit_entry i) : K) == e1 (Z.to_nat i)).
  { intros i Hi. unfold unit_entry. destruct (Z.eqb_spec i 0) as [->|]; [reflexivity|].
    destruct (Z.to_nat i) eqn:E; [lia|reflexivity]. }
  destruct (Z.ltb_spec k (m * columns)) as [L|L].
  - assert (I : (0 <= k / columns < m)%Z).
    { split; [apply Z.div_pos; lia|apply Z.div_lt_upper_bound; lia]. }
    unfold inverse_matrix. destruct q as [q|]; [|apply inverse_entry_is; (assumption || lia)].
    destruct Hq as [Lq Fq]. unfold rotate_matrix, entry_of.
    assert (Row : List.length (nth (Z.to_nat (k / columns)) q []) = Z.to_nat m).
    { rewrite Forall_forall in Fq. apply Fq, nth_In. lia. }
    rewrite <- Row. apply along_sum. intros i Hi. cbn [Z.add].
    rewrite <- (Nat2Z.id i) at 2. apply inverse_entry_is; (assumption || lia).
  - unfold inverse_side. destruct q as [q|]; [|apply Unit; lia]. destruct Hq as [Lq Fq]. unfold times, entry_of.
    assert (Row : List.length (nth (Z.to_nat (k - m * columns)) q []) = Z.to_nat m).
    { rewrite Forall_forall in Fq. apply Fq, nth_In. lia. }
    rewrite <- Row. apply along_sum. intros i Hi. cbn [Z.add]. rewrite Unit, Nat2Z.id by lia. reflexivity.
Qed.

Lemma linear_evaluation_is norm alpha y1 m columns b n k :
  sized (Linear norm alpha y1 m columns) -> (0 <= b <= 2)%Z -> (0 <= n)%Z -> (0 <= k < m * columns + m)%Z ->
  of_Q (evaluation (Linear norm alpha y1 m columns) b n k) ==
  evaluations (Linear norm alpha y1 m columns) b n (Z.to_nat k).
Proof.
  intros (Hm & Hc) Hb Hn Hk. destruct (entries_are alpha b n Hb Hn) as [U V]. unfold evaluation, evaluations.
  rewrite data_at by lia. pose proof (Z.mod_pos_bound k columns Hc) as M.
  destruct (Z.ltb_spec k (m * columns)) as [L|L].
  - apply program_entry_is; try assumption; [apply Z.div_pos; lia|lia].
  - unfold load. destruct (Z.eqb_spec k (m * columns)) as [->|N]; [rewrite Z.sub_diag; reflexivity|].
    destruct (Z.to_nat (k - m * columns)) eqn:E; [lia|reflexivity].
Qed.

Lemma evaluation_is F b n k : sized F -> (0 <= b <= 2)%Z -> (0 <= n)%Z -> (0 <= k < evaluations_count F)%Z ->
  of_Q (evaluation F b n k) == evaluations F b n (Z.to_nat k).
Proof.
  destruct F as [a widths r e c|kind alpha lambda eta m columns q weak|norm alpha y1 m columns]; intros S B N Hk.
  - apply trained_evaluation; assumption.
  - apply inverse_evaluation_is; assumption.
  - apply linear_evaluation_is; assumption.
Qed.
End Sound.
