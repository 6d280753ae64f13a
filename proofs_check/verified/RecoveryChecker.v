(** * The proved checker of recoveries: what it accepts holds over every ordered field

    E0 and E3 ask for the roots of s, 1 - delta^2 and 1 + delta.  In a field that has them the claim follows by
    [E0_output] ([sound_with_roots]).  To any other field they can be added ([RootFields]), and the claim, which names
    no root, is true in the field if it is in the larger one ([near_sparse_below]). *)

From Coq Require Import ZArith QArith Qabs Lia Lqa PeanoNat List Setoid Bool String.
From Barriers Require Import Json Sha256 Numerals NetworkChecker Intervals WitnessCertificates WitnessChecker.
From Barriers Require Import MinimiserCertificates MinimiserChecker SeparationChecker MissChecker MissSound.
From Barriers Require Import RecoveryCertificates RecoveryConstants RecoverySound.
From Barriers Require Import OrderedFields LinearSystems.
From Barriers Require Networks Lengths Recovery Isometries Hadamard RootFields.
Import ListNotations.

Section Rooted.
Context {K : ordered_field}.
Open Scope field_scope.
Local Notation "0" := (@fzero K) : field_scope.
Local Notation "1" := (@fone K) : field_scope.
Local Notation q0 := (0%Q) (only parsing).
Add Field K_f : (K_field K) (morphism (of_Q_morph K), constants [f_cst], setoid (K_setoid K) (K_ext K)).
Notation emb := (in_field (K := K)).

Definition has_root (q : Q) : Prop := exists r : K, 0 < r /\ r * r == of_Q q.
Definition has_roots (c : recovery) : Prop :=
  has_root (inject_Z (sparsity c)) /\ has_root (1 - isometry_stated c * isometry_stated c) /\
  has_root (1 + isometry_stated c).

(** ** Products, entry by entry *)

Lemma dot_is u v q : List.length u = List.length v -> dot_q u v = Some q ->
  (of_Q q : K) == Lengths.dot (below (List.length u)) (entry u) (entry v).
Proof. intros L H. rewrite (dot_q_is u v q H). symmetry. apply over_dot, L. Qed.

Lemma dots_entry rows v p k : dots rows v = Some p -> Forall (fun row => List.length row = k) rows ->
  List.length v = k -> forall i, (i < List.length rows)%nat ->
  (entry p i : K) == over (below k) (fun j => entry (nth i rows []) j * entry v j).
Proof.
  intros H F L. apply every_spec in H. induction H as [|row q rows p E _ IH]; intros i Hi; [inversion Hi|].
  inversion_clear F as [|? ? Fr F']. destruct i as [|i].
  - unfold entry at 1. cbn [nth]. rewrite (dot_is row v q (eq_trans Fr (eq_sym L)) E), Fr. reflexivity.
  - apply (IH F'). simpl in Hi. lia.
Qed.

Lemma differences_entry u : forall v i, List.length u = List.length v ->
  (entry (differences u v) i : K) == entry u i - entry v i.
Proof.
  induction u as [|a u IH]; intros [|b v] i L; try discriminate; unfold entry.
  - destruct i; cbn [differences nth]; change (of_Q q0) with 0; ring.
  - injection L as L. destruct i as [|i]; cbn [differences nth]; [apply q_sub|apply (IH v i L)].
Qed.
Lemma differences_length u : forall v, List.length u = List.length v -> List.length (differences u v) = List.length u.
Proof.
  induction u as [|a u IH]; intros [|b v] L; try discriminate; [reflexivity|]. injection L as L.
  cbn [differences List.length]. rewrite (IH v L). reflexivity.
Qed.

Section Accepted.
Variable c : recovery.
Let m := List.length (sensing c).
Let n := List.length (recovered c).
Let s := Z.to_nat (sparsity c).
Let A := sensing_in (K := K) c.
Let z := entry (K := K) (recovered c).
Let y := entry (K := K) (measured c).
Let u := entry (K := K) (recovery_dual c).
Hypothesis rows : Forall (fun row => List.length row = n) (sensing c).
Hypothesis side : List.length (measured c) = m.
Hypothesis dual : List.length (recovery_dual c) = m.

Theorem check_output_sound : check_output c = true ->
  Recovery.rows_at_most m (fun i => Recovery.image n A z i - y i) (of_Q (residual_stated c)) /\
  Recovery.rows_at_most m u 1 /\
  (forall j, (j < n)%nat -> fabs (over (below m) (fun i => A i j * u i)) <= of_Q (recovery_lambda c)) /\
  of_Q (recovery_bound c) == of_Q (sharpness_stated c) *
    (of_Q (recovery_lambda c) * Recovery.size n z + of_Q (residual_stated c) - Lengths.dot (below m) u y +
     $2 * of_Q (noise c)).
Proof.
  unfold check_output. cbv zeta. fold n. match goal with |- match ?b with _ => _ end = _ -> _ =>
    destruct b as [fits|] eqn:H; [|discriminate] end. unbind H p Ep. unbind H sq Es. unbind H len El. unbind H cs Ec.
  unbind H l Ez. unbind H val Ev. injection H as <-.
  rewrite !andb_true_iff, !(qle_field (K := K)), !q_mul. intros [[[[R0 R1] U1] C] B].
  assert (Lp : List.length p = m) by apply (dots_length _ _ _ Ep).
  assert (Lm : List.length (differences p (measured c)) = m)
    by (rewrite differences_length; [exact Lp|rewrite side; exact Lp]).
  split; [|split; [|split]].
  - change (of_Q q0) with 0 in R0. apply (Lengths.norm_same _ (entry (differences p (measured c)))).
    + intros i Hi. apply in_below in Hi. rewrite differences_entry by (rewrite side; exact Lp).
      rewrite (dots_entry (sensing c) (recovered c) p n Ep rows eq_refl i Hi). reflexivity.
    + split; [exact R0|]. rewrite (dot_is _ _ _ eq_refl Es), Lm in R1. exact R1.
  - split; [fra|]. rewrite (dot_is _ _ _ eq_refl El), dual in U1. change (of_Q 1%Q) with 1 in U1.
    assert (E : (1 : K) * 1 == 1) by ring. rewrite E. exact U1.
  - intros j Hj. assert (Lt : (j < List.length (transposed q0 n (sensing c)))%nat)
      by (rewrite transposed_length; exact Hj).
    assert (Ft : Forall (fun row => List.length row = m) (transposed q0 n (sensing c))).
    { apply Forall_forall. intros row Hr. destruct (In_nth _ _ [] Hr) as (k & Hk & <-).
      rewrite transposed_length in Hk. rewrite transposed_nth by exact Hk. apply map_length. }
    assert (E : entry cs j == over (below m) (fun i => A i j * u i)).
    { rewrite (dots_entry _ _ _ m Ec Ft dual j Lt). apply over_same. intros i Hi. apply in_below in Hi.
      apply fmul_proper; [|reflexivity]. unfold A, sensing_in, entry. rewrite transposed_nth by exact Hj.
      rewrite (nth_map _ (sensing c) i [] q0 Hi). reflexivity. }
    rewrite <- E. rewrite forallb_forall in C. unfold entry. rewrite <- Qabs_is.
    apply (qle_field (K := K)), C, nth_In. rewrite (dots_length _ _ _ Ec). exact Lt.
  - apply (qeq_field (K := K)) in B. rewrite B, !q_mul, !q_add, !q_sub, !q_add, !q_mul.
    rewrite (dot_is _ _ _ (eq_trans dual (eq_sym side)) Ev), dual.
    apply (total_sum (K := K)) in Ez. rewrite Ez.
    assert (E : Recovery.size n z == sum_of (map Qabs (recovered c))).
    { unfold Recovery.size, Lengths.norm1. apply (over_entries Qabs fabs). exact Qabs_is. }
    rewrite E. reflexivity.
Qed.

Theorem sound_with_roots : (1 <= sparsity c)%Z -> check_isometry c = true -> check_constants c = true ->
  check_output c = true -> has_roots c -> near_sparse (K := K) c.
Proof.
  intros S1 I C O [(root & R0 & R) [(w & W0 & W) (v & V0 & V)]]. apply (check_isometry_sound (K := K) c S1) in I.
  fold m n s in I. revert C. unfold check_constants. cbv zeta.
  rewrite !andb_true_iff, !(qlt_field (K := K)), !(qle_field (K := K)).
  intros [[[[[[[[[[[C1 C2] C3] C4] C5] C6] C7] C8] C9] C10] C11] C12].
  destruct (check_output_sound O) as (O1 & O2 & O3 & O4).
  repeat (rewrite q_mul in * || rewrite q_add in * || rewrite q_sub in * ).
  change (of_Q 0%Q) with 0 in *. change (of_Q 1%Q) with 1 in *.
  assert (Es : of_Q (inject_Z (sparsity c)) == Lengths.number (K := K) s).
  { unfold s. rewrite number_of_Z by lia. reflexivity. }
  rewrite Es in *. pose proof (conj C2 C3) as Dr. pose proof (conj C4 C5) as Rr.
  intros x S T P L Z N. eapply Lengths.norm_le; [rewrite O4; apply le_refl|].
  refine (Recovery.E0_output m n A s root (of_Q (rho_stated c)) (of_Q (gamma_stated c)) R0 R Rr C7 _
    (of_Q (recovery_lambda c)) (of_Q (sharpness_stated c)) y C9 _ _ x z
    (of_Q (recovery_lambda c) * Recovery.size n z + of_Q (residual_stated c)) u (of_Q (noise c)) S T P L Z N _ O2 O3).
  - eapply property_follows with (delta := of_Q (isometry_stated c)) (gamma := of_Q (gamma_stated c))
      (scale := of_Q (recovery_scale c)) (root := root) (w := w) (v := v); eassumption.
  - eapply lambda_enough with (delta := of_Q (isometry_stated c)) (gamma := of_Q (gamma_stated c))
      (scale := of_Q (recovery_scale c)) (lambda := of_Q (recovery_lambda c)) (width := of_Q (sharpness_stated c))
      (s := s) (root := root) (w := w) (v := v); eassumption.
  - eapply width_enough with (delta := of_Q (isometry_stated c)) (gamma := of_Q (gamma_stated c))
      (scale := of_Q (recovery_scale c)) (lambda := of_Q (recovery_lambda c)) (width := of_Q (sharpness_stated c))
      (s := s) (root := root) (w := w) (v := v); eassumption.
  - revert O1. apply Lengths.norm_le. fra.
Qed.
End Accepted.
End Rooted.

(** ** Larger fields *)

Section Larger.
Context {K L : ordered_field}.
Open Scope field_scope.
Add Field K_f1 : (K_field K) (morphism (of_Q_morph K), constants [f_cst], setoid (K_setoid K) (K_ext K)).
Add Field L_f : (K_field L) (morphism (of_Q_morph L), constants [f_cst], setoid (K_setoid L) (K_ext L)).
Variable i : K -> L.
Implicit Types a b : K.

Definition embeds : Prop :=
  (forall a b, i (a + b) == i a + i b) /\ (forall a b, i (a * b) == i a * i b) /\ (forall a b, a <= b <-> i a <= i b).
Hypothesis E : embeds.

Lemma embed_add a b : i (a + b) == i a + i b. Proof. apply E. Qed.
Lemma embed_mul a b : i (a * b) == i a * i b. Proof. apply E. Qed.
Lemma embed_le a b : a <= b <-> i a <= i b. Proof. apply E. Qed.
Lemma embed_same a b : a == b -> i a == i b.
Proof. intros H. apply le_antisym; apply embed_le; rewrite H; apply le_refl. Qed.
Lemma embed_zero : i fzero == fzero.
Proof. pose proof (embed_add fzero fzero) as H. rewrite (embed_same (fzero + fzero) fzero) in H by ring. fra. Qed.
Lemma embed_lt a b : a < b <-> i a < i b.
Proof. rewrite !lt_not_le, embed_le. reflexivity. Qed.
Lemma embed_one : i fone == fone.
Proof.
  assert (P : fzero < i fone) by (rewrite <- embed_zero; apply embed_lt; fra).
  pose proof (embed_mul fone fone) as H. rewrite (embed_same (fone * fone) fone) in H by ring.
  apply le_antisym; apply (mult_le_cancel _ _ (i fone) P); fra.
Qed.
Lemma embed_sub a b : i (a - b) == i a - i b.
Proof. pose proof (embed_add (a - b) b) as H. rewrite (embed_same (a - b + b) a) in H by ring. fra. Qed.
Lemma embed_of_Z z : i (of_Z z) == of_Z z.
Proof.
  induction z as [|z IH|z IH] using Z.peano_ind; [exact embed_zero| |].
  - rewrite <- Z.add_1_r. rewrite (embed_same _ _ (of_Z_add K z 1)), embed_add, IH, of_Z_add.
    apply fadd_proper; [reflexivity|exact embed_one].
  - rewrite <- Z.sub_1_r. rewrite (embed_same _ _ (of_Z_sub K z 1)), embed_sub, IH, of_Z_sub.
    apply fsub_proper; [reflexivity|exact embed_one].
Qed.
Lemma of_Q_times {F : ordered_field} (q : Q) : (of_Q q : F) * of_Z (QDen q) == of_Z (Qnum q).
Proof.
  change (of_Z (QDen q) : F) with (of_Q (QDen q # 1) : F). change (of_Z (Qnum q) : F) with (of_Q (Qnum q # 1) : F).
  rewrite <- q_mul. apply of_Q_eq. unfold Qeq, Qmult. simpl. lia.
Qed.
Lemma embed_of_Q (q : Q) : i (of_Q q) == of_Q q.
Proof.
  pose proof (embed_same _ _ (of_Q_times q)) as H. rewrite embed_mul, !embed_of_Z, <- of_Q_times in H.
  pose proof (of_Z_pos L (Qden q)) as P. apply le_antisym; apply (mult_le_cancel _ _ _ P); fra.
Qed.
Lemma embed_over S (f : nat -> K) (g : nat -> L) : (forall k, i (f k) == g k) -> i (over S f) == over S g.
Proof.
  intros H. induction S as [|k S IH]; cbn [over]; [exact embed_zero|]. rewrite embed_add, H, IH. reflexivity.
Qed.
Lemma embed_norm S (f : nat -> K) (g : nat -> L) q : (forall k, i (f k) == g k) ->
  Lengths.norm_at_most S f (of_Q q) <-> Lengths.norm_at_most S g (of_Q q).
Proof.
  intros H. unfold Lengths.norm_at_most, Lengths.dot.
  assert (O : i (over S (fun k => f k * f k)) == over S (fun k => g k * g k)).
  { apply embed_over. intros k. rewrite embed_mul, H. reflexivity. }
  rewrite (embed_le fzero), (embed_le (over S _)), embed_zero, O, embed_mul, embed_of_Q. reflexivity.
Qed.

Lemma near_sparse_below c : near_sparse (K := L) c -> near_sparse (K := K) c.
Proof.
  intros H x S T P Le Z N. apply (embed_norm _ _ (fun j => entry (recovered c) j - i (x j))).
  - intros k. rewrite embed_sub. apply fsub_proper; [apply embed_of_Q|reflexivity].
  - apply (H (fun j => i (x j)) S T P Le).
    + intros j Hj. rewrite (embed_same _ _ (Z j Hj)). exact embed_zero.
    + revert N. apply embed_norm. intros k. rewrite embed_sub. apply fsub_proper; [|apply embed_of_Q].
      apply embed_over. intros j. rewrite embed_mul. apply fmul_proper; [apply embed_of_Q|reflexivity].
Qed.

Lemma root_kept q : has_root (K := K) q -> has_root (K := L) q.
Proof.
  intros (r & P & H). exists (i r). split; [rewrite <- embed_zero; apply embed_lt, P|].
  rewrite <- embed_mul, (embed_same _ _ H). apply embed_of_Q.
Qed.
End Larger.

Lemma root_added (K : ordered_field) (q : Q) : (0 < q)%Q ->
  exists (L : ordered_field) (i : K -> L), embeds i /\ has_root (K := L) q.
Proof.
  intros P. apply (of_Q_lt K) in P. change (of_Q 0%Q) with (@fzero K) in P.
  exists (RootFields.with_root (of_Q q) P), (RootFields.surd_of (K := K)).
  assert (E : embeds (K := K) (L := RootFields.with_root (of_Q q) P) (RootFields.surd_of (K := K))).
  { split; [|split].
    - intros a b. apply (RootFields.surd_of_add (of_Q q) P).
    - intros a b. apply (RootFields.surd_of_mul (of_Q q) P).
    - intros a b. apply (RootFields.surd_of_le (of_Q q) P). }
  split; [exact E|]. destruct (RootFields.the_root (of_Q q) P) as [H1 H2]. eexists. split; [exact H1|].
  etransitivity; [exact H2|]. apply (embed_of_Q _ E).
Qed.

Theorem check_recovery_sound : forall (K : ordered_field) c, check_recovery c = true -> recovery_holds (K := K) c.
Proof.
  intros K c. unfold check_recovery. rewrite !andb_true_iff, !Z.leb_le, !Z.eqb_eq, !size_length.
  intros [[[[[[[[[[H1 H2] H3] H4] H5] H6] H7] H8] I] C] O].
  apply String.eqb_eq in H1. rewrite content_text in H1. apply Qle_bool_iff in H8.
  assert (Rows : Forall (fun row => List.length row = List.length (recovered c)) (sensing c)).
  { apply Forall_forall. intros row Hr. rewrite forallb_forall in H4. specialize (H4 row Hr). cbv beta in H4.
    apply Z.eqb_eq in H4. rewrite !size_length in H4. lia. }
  unfold recovery_holds. split; [exact H1|]. split; [lia|]. split; [lia|]. split; [exact Rows|]. split; [lia|].
  split; [exact H7|]. split; [exact H8|].
  pose proof C as C'. unfold check_constants in C'. cbv zeta in C'. rewrite !andb_true_iff, !qlt_iff in C'.
  split; [apply C'|]. assert (D0 : (0 < isometry_stated c)%Q) by apply C'.
  assert (D1 : (isometry_stated c < 1)%Q) by apply C'. clear C'.
  destruct (root_added K (inject_Z (sparsity c))) as (K1 & i1 & E1 & R1).
  { rewrite <- (Zlt_Qlt 0). lia. }
  destruct (root_added K1 (1 - isometry_stated c * isometry_stated c)) as (K2 & i2 & E2 & R2); [nra|].
  destruct (root_added K2 (1 + isometry_stated c)) as (K3 & i3 & E3 & R3); [lra|].
  apply (near_sparse_below i1 E1), (near_sparse_below i2 E2), (near_sparse_below i3 E3).
  apply (sound_with_roots c Rows ltac:(lia) ltac:(lia) H7 I C O). split; [|split].
  - apply (root_kept i3 E3), (root_kept i2 E2), R1.
  - apply (root_kept i3 E3), R2.
  - exact R3.
Qed.
