(** * What the checker of recoveries accepts holds: the isometry constant, and what is known of z *)

From Coq Require Import ZArith QArith Qabs Lia PeanoNat List Setoid Bool String.
From Barriers Require Import Json Sha256 Numerals NetworkChecker Intervals WitnessCertificates WitnessChecker.
From Barriers Require Import MinimiserCertificates MinimiserChecker SeparationChecker MissChecker MissSound.
From Barriers Require Import RecoveryCertificates RecoveryConstants.
From Barriers Require Import OrderedFields LinearSystems.
From Barriers Require Networks Lengths Recovery Isometries Hadamard.
Import ListNotations.

(** ** Columns *)

Lemma transposed_nth {A} (zero : A) n : forall rows j, (j < n)%nat ->
  nth j (transposed zero n rows) [] = map (fun row => nth j row zero) rows.
Proof.
  induction n as [|n IH]; intros rows j L; [lia|]. destruct j as [|j]; cbn [transposed nth].
  - apply map_ext. intros []; reflexivity.
  - rewrite IH by lia. rewrite map_map. apply map_ext. intros [|a row]; [destruct j|]; reflexivity.
Qed.
Lemma transposed_length {A} (zero : A) n : forall rows, List.length (transposed zero n rows) = n.
Proof. induction n as [|n IH]; intros rows; cbn [transposed List.length]; [reflexivity|rewrite IH; reflexivity]. Qed.
Lemma nth_map {A B} (h : A -> B) l j a b : (j < List.length l)%nat -> nth j (map h l) b = h (nth j l a).
Proof. intros L. rewrite (nth_indep _ b (h a)) by (rewrite map_length; exact L). apply map_nth. Qed.

(** ** The largest entries of the Gram matrix *)

Section Gram.
Variables N E : Z.
Open Scope Z_scope.

Definition within (i j g : Z) (most : Z * Z) : Prop :=
  if i =? j then Z.abs (N * g - E) <= fst most else Z.abs (N * g) <= snd most.

Lemma worst_of_row_spec row : forall i j most, let found := worst_of_row N E i j row most in
  (fst most <= fst found /\ snd most <= snd found) /\
  forall l, (l < List.length row)%nat -> within i (j + Z.of_nat l) (nth l row 0) found.
Proof.
  induction row as [|g row IH]; intros i j most; cbv zeta; [split; [split; apply Z.le_refl|intros l L; inversion L]|].
  cbn [worst_of_row]. set (most' := if i =? j then _ else _). destruct (IH i (j + 1) most') as [[F G] H].
  split; [subst most'; destruct (i =? j); cbn [fst snd] in *; lia|]. intros [|l] L; cbn [nth].
  - rewrite Z.add_0_r. unfold within. subst most'. destruct (i =? j); cbn [fst snd] in *; lia.
  - replace (j + Z.of_nat (S l)) with (j + 1 + Z.of_nat l) by lia. apply H. simpl in L. lia.
Qed.
Lemma within_more i j g most found : fst most <= fst found -> snd most <= snd found -> within i j g most ->
  within i j g found.
Proof. unfold within. destruct (i =? j); lia. Qed.

Lemma worst_spec gram : forall i most, let found := worst N E i gram most in
  (fst most <= fst found /\ snd most <= snd found) /\
  forall k l, (k < List.length gram)%nat -> (l < List.length (nth k gram []))%nat ->
    within (i + Z.of_nat k) (Z.of_nat l) (nth l (nth k gram []) 0) found.
Proof.
  induction gram as [|row gram IH]; intros i most; cbv zeta;
    [split; [split; apply Z.le_refl|intros k l L; inversion L]|].
  cbn [worst]. destruct (worst_of_row_spec row i 0 most) as [[F1 S1] H1]. cbv zeta in *.
  destruct (IH (i + 1) (worst_of_row N E i 0 row most)) as [[F2 S2] H2]. cbv zeta in *.
  split; [lia|]. intros [|k] l Lk Ll; cbn [nth] in *.
  - rewrite Z.add_0_r. apply (within_more _ _ _ _ _ F2 S2). specialize (H1 l Ll). rewrite Z.add_0_l in H1. exact H1.
  - replace (i + Z.of_nat (S k)) with (i + 1 + Z.of_nat k) by lia. apply H2; [simpl in Lk; lia|exact Ll].
Qed.

Lemma row_of_bases_spec m row : forall i j, row_of_bases N E m i j row = true -> forall l, (l < List.length row)%nat ->
  (i <? m) = (j + Z.of_nat l <? m) -> N * nth l row 0 = if i =? j + Z.of_nat l then E else 0.
Proof.
  induction row as [|g row IH]; intros i j H l L; [inversion L|]. cbn [row_of_bases] in H.
  destruct (negb _ || _)%bool eqn:B; [|discriminate]. destruct l as [|l]; cbn [nth].
  - rewrite Z.add_0_r. intros Same. rewrite Same, Bool.eqb_reflx in B. apply Z.eqb_eq, B.
  - replace (j + Z.of_nat (S l)) with (j + 1 + Z.of_nat l) by lia. apply IH; [exact H|simpl in L; lia].
Qed.
Lemma two_bases_spec m gram : forall i, two_bases N E m i gram = true -> forall k l, (k < List.length gram)%nat ->
  (l < List.length (nth k gram []))%nat -> (i + Z.of_nat k <? m) = (Z.of_nat l <? m) ->
  N * nth l (nth k gram []) 0 = if i + Z.of_nat k =? Z.of_nat l then E else 0.
Proof.
  induction gram as [|row gram IH]; intros i H k l Lk Ll; [inversion Lk|]. cbn [two_bases] in H.
  destruct (row_of_bases N E m i 0 row) eqn:B; [|discriminate]. destruct k as [|k]; cbn [nth] in *.
  - rewrite Z.add_0_r. exact (row_of_bases_spec m row i 0 B l Ll).
  - replace (i + Z.of_nat (S k)) with (i + 1 + Z.of_nat k) by lia. apply IH; [exact H|simpl in Lk; lia|exact Ll].
Qed.
End Gram.

Section Sound.
Context {K : ordered_field}.
Open Scope field_scope.
Local Notation "0" := (@fzero K) : field_scope.
Local Notation "1" := (@fone K) : field_scope.
Local Notation q0 := (0%Q) (only parsing).
Local Notation "z ./ s" := (of_Q (z # s) : K) (at level 40, s at level 9) : field_scope.
Add Field K_f : (K_field K) (morphism (of_Q_morph K), constants [f_cst], setoid (K_setoid K) (K_ext K)).
Notation emb := (in_field (K := K)).

(** ** Sums over indices are those of lists *)

Lemma over_first n (f : nat -> K) : over (below (S n)) f == f O + over (below n) (fun i => f (S i)).
Proof. unfold below. cbn [seq over]. apply fadd_proper; [reflexivity|]. apply (Hadamard.over_shift f 1 n O). Qed.

Lemma over_dot (u : list Q) : forall v, List.length u = List.length v ->
  over (below (List.length u)) (fun j => entry u j * entry v j) == Networks.dot (emb u) (emb v).
Proof.
  induction u as [|a u IH]; intros [|b v] L; try discriminate; [reflexivity|]. injection L as L.
  cbn [List.length]. rewrite over_first. cbn [in_field map Networks.dot]. rewrite <- (IH v L). reflexivity.
Qed.

Lemma over_entries (h : Q -> Q) (g : K -> K) (u : list Q) : (forall q, of_Q (h q) == g (of_Q q)) ->
  over (below (List.length u)) (fun j => g (entry u j)) == sum_of (map h u).
Proof.
  intros E. induction u as [|a u IH]; [reflexivity|]. cbn [List.length]. rewrite over_first.
  cbn [map sum_of fold_right].
  unfold sum_of in *. cbn [fold_right]. rewrite E. apply fadd_proper; [reflexivity|exact IH].
Qed.

(** ** The Gram matrix *)

Lemma entry_over D qs zs : every (NetworkChecker.over D) qs = Some zs -> forall j, entry qs j == nth j zs 0%Z ./ D.
Proof.
  intros H. apply every_spec in H. induction H as [|q z qs zs E _ IH]; intros [|j]; unfold entry; cbn [nth].
  1, 2: symmetry; apply fraction_zero.
  - apply of_Q_eq, over_value, E.
  - apply IH.
Qed.
Lemma rows_over D rows zrows : every (every (NetworkChecker.over D)) rows = Some zrows -> forall i j,
  entry (nth i rows []) j == nth j (nth i zrows []) 0%Z ./ D.
Proof.
  intros H. apply every_spec in H. induction H as [|qs zs rows zrows E _ IH]; intros [|i] j; cbn [nth].
  1, 2: unfold entry; destruct j; symmetry; apply fraction_zero.
  - apply entry_over, E.
  - apply IH.
Qed.

Lemma over_zdot (D : positive) (f g : list Z -> Z) (rows : list (list Z)) :
  over (below (List.length rows)) (fun i => (f (nth i rows []) ./ D) * (g (nth i rows []) ./ D)) ==
  zdot (map f rows) (map g rows) 0 ./ (D * D).
Proof.
  induction rows as [|row rows IH]; [symmetry; apply fraction_zero|]. cbn [List.length]. rewrite over_first.
  cbn [map]. rewrite zdot_cons, <- fraction_add, <- fraction_mul, <- IH. reflexivity.
Qed.

Lemma fraction_le a b s : (a <= b)%Z -> a ./ s <= b ./ s.
Proof. intros L. apply of_Q_le. unfold Qle. simpl. apply Z.mul_le_mono_nonneg_r; [lia|exact L]. Qed.
Lemma fraction_one s : Zpos s ./ s == 1.
Proof. apply (of_Q_eq K _ 1%Q). unfold Qeq. simpl. lia. Qed.
Lemma fraction_sub a b s : a ./ s - b ./ s == (a - b)%Z ./ s.
Proof.
  rewrite <- q_sub. apply of_Q_eq. unfold Qeq, Qminus, Qplus, Qopp. cbn [Qnum Qden]. rewrite Pos2Z.inj_mul. ring.
Qed.

Lemma number_of_Z s : (0 <= s)%Z -> Lengths.number (K := K) (Z.to_nat s) == s ./ 1.
Proof. intros L. unfold Lengths.number. rewrite Z2Nat.id by exact L. reflexivity. Qed.

Section Isometry.
Variable c : recovery.
Let m := List.length (sensing c).
Let n := List.length (recovered c).
Let s := Z.to_nat (sparsity c).
Hypothesis sparse : (1 <= sparsity c)%Z.
Let scaled (i j : nat) : K := of_Q (recovery_scale c) * sensing_in c i j.

Lemma isometry_more t a b : a <= b -> Isometries.isometry m n scaled t a -> Isometries.isometry m n scaled t b.
Proof.
  intros L H x S T P Le Z. destruct (H x S T P Le Z) as [H1 H2]. pose proof (Lengths.dot_nonneg (below n) x).
  assert (0 <= (b - a) * Lengths.dot (below n) x x) by (apply mult_nonneg; fra). split; fra.
Qed.

Theorem check_isometry_sound : check_isometry c = true ->
  Isometries.isometry m n scaled (2 * s) (of_Q (isometry_stated c)).
Proof.
  unfold check_isometry. set (D := fold_left _ _ _). clearbody D. fold n m. cbv zeta.
  destruct (every (every (NetworkChecker.over D)) (sensing c)) as [rows|] eqn:R; [|discriminate].
  set (square := (recovery_scale c * recovery_scale c)%Q). set (E := (Qden square * (D * D))%positive).
  set (N := Qnum square). set (columns := transposed 0%Z n rows).
  set (gram := map _ columns). set (most := worst N (Zpos E) 0 gram (0, 0)%Z).
  assert (Lr : List.length rows = m).
  { apply every_spec in R. unfold m. clear - R. induction R; simpl; congruence. }
  assert (Lc : List.length columns = n) by apply transposed_length.
  assert (Lg : List.length gram = n) by (unfold gram; rewrite map_length; exact Lc).
  assert (Row : forall j, (j < n)%nat -> nth j gram [] = map (fun b => zdot (nth j columns []) b 0) columns).
  { intros j L. unfold gram. rewrite (nth_map _ columns j [] []) by (rewrite Lc; exact L). reflexivity. }
  assert (Ll : forall j, (j < n)%nat -> List.length (nth j gram []) = n).
  { intros j L. rewrite (Row j L), map_length. exact Lc. }
  assert (Entry : forall j l, (j < n)%nat -> (l < n)%nat ->
    Hadamard.gram m scaled j l == (N * nth l (nth j gram []) 0)%Z ./ E).
  { intros j l Lj Ll'. rewrite (Row j Lj), (nth_map _ columns l [] 0%Z) by (rewrite Lc; exact Ll').
    unfold columns. rewrite !transposed_nth by assumption. unfold E. rewrite <- fraction_mul, <- over_zdot, Lr.
    assert (Sq : N ./ (Qden square) == of_Q (recovery_scale c) * of_Q (recovery_scale c)).
    { rewrite <- q_mul. fold square. unfold N. destruct square. reflexivity. }
    rewrite Sq, <- over_scale. apply over_same. intros i _. unfold scaled, sensing_in. rewrite !(rows_over D _ _ R).
    ring. }
  destruct (worst_spec N (Zpos E) gram 0 (0, 0)%Z) as [[F0 S0] W]. cbv zeta in W, F0, S0. fold most in W, F0, S0.
  cbn [fst snd] in F0, S0.
  set (d := fst most ./ E). set (mu := snd most ./ E).
  assert (d0 : 0 <= d) by (apply fraction_sign, F0). assert (mu0 : 0 <= mu) by (apply fraction_sign, S0).
  assert (Near : forall j l, (j < n)%nat -> (l < n)%nat ->
    fabs (Hadamard.gram m scaled j l - unit_entry j l) <= if (j =? l)%nat then d else mu).
  { intros j l Lj Ll'. rewrite (Entry j l Lj Ll').
    specialize (W j l ltac:(rewrite Lg; exact Lj) ltac:(rewrite (Ll j Lj); exact Ll')).
    rewrite Z.add_0_l in W. unfold within in W. unfold unit_entry. destruct (Nat.eqb_spec j l) as [->|Ne].
    - rewrite Z.eqb_refl in W. rewrite <- (fraction_one E), fraction_sub, abs_emb. apply fraction_le, W.
    - destruct (Z.eqb_spec (Z.of_nat j) (Z.of_nat l)) as [X|_]; [lia|]. rewrite <- (fraction_zero E), fraction_sub,
        abs_emb, Z.sub_0_r. apply fraction_le, W. }
  rewrite orb_true_iff, !andb_true_iff, !(qle_field (K := K)), (size_length (sensing c)). fold m.
  intros [H|[[_ B] H]].
  - apply (isometry_more _ (d + (Lengths.number (2 * s) - 1) * mu)).
    + refine (le_trans _ _ _ _ H). rewrite <- fraction_add. fold d.
      assert (X : Lengths.number (K := K) (2 * s) == (2 * sparsity c)%Z ./ 1).
      { replace (2 * s)%nat with (Z.to_nat (2 * sparsity c)) by (unfold s; lia). apply number_of_Z. lia. }
      rewrite X, <- (fraction_one 1), fraction_sub. unfold mu. rewrite fraction_mul, Pos.mul_1_l. apply le_refl.
    + apply Hadamard.E3_gershgorin; [exact d0|exact mu0|unfold s; lia|exact Near].
  - apply (isometry_more _ (Lengths.number s * mu)).
    + refine (le_trans _ _ _ _ H). unfold s. rewrite number_of_Z by lia. unfold mu.
      rewrite fraction_mul, Pos.mul_1_l. apply le_refl.
    + apply (Hadamard.E3_two_bases m n scaled (fun j => Z.of_nat j <? Z.of_nat m)%Z); [exact mu0|].
      intros j l Lj Ll'. destruct (Bool.eqb _ _) eqn:Same.
      * apply Bool.eqb_prop in Same.
        pose proof (two_bases_spec _ _ _ gram _ B j l ltac:(rewrite Lg; exact Lj) ltac:(rewrite (Ll j Lj); exact Ll'))
          as X. rewrite Z.add_0_l in X. specialize (X Same). rewrite (Entry j l Lj Ll'), X. unfold unit_entry.
        destruct (Nat.eqb_spec j l) as [->|Ne].
        -- rewrite Z.eqb_refl, fraction_one. pose proof (abs_spec (1 - 1 : K)). fra.
        -- destruct (Z.eqb_spec (Z.of_nat j) (Z.of_nat l)) as [Y|_]; [lia|]. rewrite fraction_zero.
           pose proof (abs_spec (0 - 0 : K)). fra.
      * specialize (Near j l Lj Ll'). destruct (Nat.eqb_spec j l) as [->|_]; [|exact Near].
        rewrite Bool.eqb_reflx in Same. discriminate.
Qed.
End Isometry.
End Sound.
