(** * Refutations of mutants of E3's matrix [I | 2^-k H] over the real numbers

    For s = 0 rho is 0; for k = 3, s = 5 rho is more than 1, and so it is in mutants for k = 6, s = 39; for k = 4, s = 1
    column 0, column 4^k and a vector of the kernel say how large gamma and rho have to be;
      in mutants with more columns,
    for s = 2, two of them are the same. *)

From Coq Require Import ZArith QArith Qreals Rbase Rbasic_fun Rfunctions R_sqrt Lra Lia PeanoNat List Permutation.
From Barriers Require Import OrderedFields RealField RealsOptimisation LinearSystems Lengths Recovery Isometries
  Hadamard
  RealsRecovery.
From Mutants Require Import Verdicts.
From Mutants Require RefuteHadamardProperty.
Import ListNotations.
Open Scope R_scope.

(** ** The matrix is that over every ordered field *)

Lemma bases_same k i j : real_two_bases k i j = @two_bases R_field (4 ^ k) (2 * k) (/ 2 ^ k) i j.
Proof.
  unfold real_two_bases, two_bases, unit_entry. destruct (j <? 4 ^ k)%nat; [reflexivity |]. in_R. unfold Rdiv.
  apply Rmult_comm.
Qed.

Lemma bases_property M N k s rho gamma : 0 <= gamma ->
  real_null_space_property M N (real_two_bases k) s rho gamma <->
  @null_space_property R_field M N (@two_bases R_field (4 ^ k) (2 * k) (/ 2 ^ k)) s (sqrt (INR s)) rho gamma.
Proof.
  intros G. rewrite <- (property_real M N _ s rho gamma G).
  assert (E : forall x, norm_2 (below M) (real_image N (real_two_bases k) x) =
    norm_2 (below M) (real_image N (@two_bases R_field (4 ^ k) (2 * k) (/ 2 ^ k)) x)).
  { intros x. unfold norm_2. f_equal. apply (@over_same R_field). intros i _.
    assert (F : real_image N (real_two_bases k) x i = real_image N (@two_bases R_field (4 ^ k) (2 * k) (/ 2 ^ k)) x i);
      [| rewrite F; reflexivity].
    apply (@over_same R_field). intros j _. rewrite bases_same. reflexivity. }
  unfold real_null_space_property. split; intros H x S T P L; specialize (H x S T P L); rewrite E in *; exact H.
Qed.

Lemma four k : (4 ^ k = 2 ^ (2 * k))%nat.
Proof. rewrite Nat.pow_mul_r. reflexivity. Qed.

Section Property.
Variables (M N k s : nat) (rho gamma : R).
Hypothesis gamma_nonneg : 0 <= gamma.
Hypothesis property : real_null_space_property M N (real_two_bases k) s rho gamma.

Let P := proj1 (bases_property M N k s rho gamma gamma_nonneg) property.

Lemma repeated : (4 ^ k + 4 ^ k < N)%nat -> (2 <= s)%nat -> False.
Proof.
  intros L S2. pose proof P as Q. revert Q. apply (@RefuteHadamardProperty.repeated R_field); [| exact S2]. rewrite <-
    four. exact L.
Qed.

Lemma unit_below a : (a < N)%nat -> (M <= a < 4 ^ k)%nat -> (1 <= s)%nat -> False.
Proof. intros L B S1. pose proof P as Q. revert Q. apply (@RefuteHadamardProperty.unit_below R_field _ _ _ _ a);
  assumption. Qed.

Lemma unit_column : M = (4 ^ k)%nat -> (0 < N)%nat -> (1 <= s)%nat -> 1 <= gamma.
Proof.
  intros -> L S1. pose proof (Nat.pow_nonzero 4 k).
  pose proof (@RefuteHadamardProperty.one_column R_field _ _ _ _ _ _ _ P 0%nat 1 L S1 Rle_0_1) as [X Y].
  - unfold dot. rewrite (@over_same R_field _ _ (fun i => @fmul R_field (@unit_entry R_field 0 i) 1)).
    + rewrite (@over_pick R_field); [in_R; lra | apply below_distinct | apply in_below; lia].
    + intros i _. unfold two_bases. destruct (Nat.ltb_spec 0 (4 ^ k)); [| lia]. unfold unit_entry.
      destruct (Nat.eqb_spec i 0), (Nat.eqb_spec 0 i); try lia; in_R; ring.
  - in_R. change (1 <= gamma * 1 * (gamma * 1)) in Y. change (0 <= gamma * 1) in X. nra.
Qed.

Lemma in_kernel : M = (4 ^ k)%nat -> N = (2 * 4 ^ k)%nat -> (1 <= s)%nat -> sqrt (INR s) <= rho * 2 ^ k.
Proof.
  intros EM EN S1. pose proof P as Q. rewrite EM, EN in Q. rewrite four in Q.
  assert (P2 : 0 < 2 ^ k) by (apply pow_lt; lra).
  assert (N2 : @number R_field (2 ^ k) = 2 ^ k) by (rewrite number_real, pow_INR; reflexivity).
  rewrite <- N2 in Q. pose proof (@RefuteHadamardProperty.kernel R_field k s _ rho gamma S1 Q) as [X Y].
  assert (E : @fmul R_field (@number R_field (2 ^ (2 * k))) (@finv R_field (@number R_field (2 ^ k))) = 2 ^ k).
  { rewrite N2, number_real, <- four, pow_INR. replace (INR 4) with (2 * 2) by (simpl; lra).
    rewrite Rpow_mult_distr. in_R. field. lra. }
  rewrite E in X, Y. pose proof (root_positive s S1) as R.
  change (0 <= rho / sqrt (INR s) * 2 ^ k) in X.
  change (1 <= rho / sqrt (INR s) * 2 ^ k * (rho / sqrt (INR s) * 2 ^ k)) in Y.
  assert (Z : 1 <= rho / sqrt (INR s) * 2 ^ k) by nra.
  apply (Rmult_le_compat_r _ _ _ (Rlt_le _ _ R)) in Z.
  replace (rho / sqrt (INR s) * 2 ^ k * sqrt (INR s)) with (rho * 2 ^ k) in Z by (field; lra). lra.
Qed.
End Property.

(** ** Quotients and roots *)

Lemma at_least n d c : 0 < d -> c * d <= n -> c <= n / d.
Proof.
  intros D L. apply (Rmult_le_reg_r d); [exact D |]. unfold Rdiv. rewrite Rmult_assoc, Rinv_l by lra. lra.
Qed.
Lemma less n d c : 0 < d -> n < c * d -> n / d < c.
Proof.
  intros D L. apply (Rmult_lt_reg_r d); [exact D |]. unfold Rdiv. rewrite Rmult_assoc, Rinv_l by lra. lra.
Qed.
Lemma nonpos n d : 0 <= n -> d <= 0 -> n / d <= 0.
Proof.
  intros N [D | ->]; [| unfold Rdiv; rewrite Rinv_0; lra]. pose proof (Rinv_lt_0_compat d D). unfold Rdiv. nra.
Qed.
Lemma between a b x : 0 <= a -> 0 <= b -> a * a <= x <= b * b -> a <= sqrt x <= b.
Proof.
  intros A B [L U]. apply sqrt_le_1_alt in L, U. rewrite sqrt_square in L, U by assumption. lra.
Qed.

Ltac delta_is s c :=
  repeat match goal with
  | h : context [INR s / ?d] |- _ => replace (INR s / d) with c in h by (simpl; field)
  end.
Ltac roots :=
  repeat match goal with
  | h : context [sqrt ?t] |- _ =>
      lazymatch t with INR _ => fail | _ => idtac end;
      first
        [ let E := fresh in assert (E : sqrt t = 0) by (apply sqrt_neg_0; Lra.lra); rewrite E in *; clear E
        | let B := fresh in
          let at_ a b := assert (B : a <= sqrt t <= b) by (apply between; Lra.lra) in
          first [ at_ (78 / 100) (25 / 32) | at_ (79 / 100) (8 / 10) | at_ (99 / 100) 1 | at_ (141 / 100) (142 / 100)
                | at_ (103 / 100) (104 / 100) | at_ (1 / 4) (1 / 4) | at_ 0 2 ];
          let w := fresh "w" in set (w := sqrt t) in *; clearbody w ]
  end.

(** The mutant at k and s, where delta is c: what is left to refute is 0 < rho, rho < 1, 0 < gamma, or the property. *)
Ltac falls_at m k s c refuted :=
  specialize (m k s); cbv zeta in m;
  repeat match type of m with
  | (?a < ?b)%nat -> _ => specialize (m (proj1 (Nat.ltb_lt a b) eq_refl))
  | (?a <= ?b)%nat -> _ => specialize (m (proj1 (Nat.leb_le a b) eq_refl))
  end;
  let a := fresh "a" in let b := fresh "b" in let g := fresh "g" in let p := fresh "p" in
  destruct m as [[a b] [g p]]; delta_is s c; refuted a b g p.
Ltac sign_fails a b g p :=
  clear p; roots;
  first [ Lra.lra | revert a; apply Rle_not_lt, nonpos; Lra.lra
        | revert b; apply Rle_not_lt, at_least; Lra.lra ].
Ltac gamma_negative a b g p :=
  clear a b p; roots; revert g; apply Rle_not_lt;
  match goal with |- ?n / ?d <= 0 => let i := fresh in assert (i : / d < 0) by (apply Rinv_lt_0_compat; Lra.lra);
    unfold Rdiv; nra end.
Ltac small a := revert a; apply Rlt_not_le; first [Lra.lra | apply less; Lra.lra].
Ltac kernel_fails a b g p :=
  apply in_kernel in p; [| apply Rlt_le, g | reflexivity | reflexivity | lia];
  replace (sqrt (INR 1)) with 1 in p by (symmetry; exact sqrt_1); clear a b g; roots;
  apply (Rmult_le_compat_r (/ 2 ^ 4)) in p; [| simpl; Lra.lra];
  match type of p with _ <= ?r * _ * _ => replace (r * 2 ^ 4 * / 2 ^ 4) with r in p by (simpl; field; Lra.lra) end;
  replace (1 * / 2 ^ 4) with (1 / 16) in p by (simpl; field); small p.
Ltac column_fails a b g p :=
  apply unit_column in p; [| apply Rlt_le, g | reflexivity | apply Nat.ltb_lt; reflexivity | lia];
  clear a b g; roots; small p.
Ltac below_fails a b g p :=
  apply (fun G => unit_below _ _ _ _ _ _ (Rlt_le _ _ G) p 200) in g;
    [exact g | apply Nat.ltb_lt; reflexivity | split; [apply Nat.leb_le | apply Nat.ltb_lt]; reflexivity | lia].
Ltac twice_fails a b g p :=
  apply (fun G => repeated _ _ _ _ _ _ (Rlt_le _ _ G) p) in g; [exact g | apply Nat.ltb_lt; vm_compute; reflexivity |
    lia].

Ltac refute_RealsRecovery_E3_hadamard m :=
  first
    [ falls_at m 0%nat 0%nat 0 sign_fails
    | falls_at m 3%nat 5%nat (5 / 8) sign_fails
    | falls_at m 6%nat 39%nat (39 / 64) sign_fails
    | falls_at m 4%nat 1%nat (1 / 16) sign_fails
    | falls_at m 4%nat 1%nat 1 sign_fails
    | falls_at m 4%nat 1%nat (1 / 16) gamma_negative
    | falls_at m 4%nat 1%nat (1 / 81) kernel_fails
    | falls_at m 4%nat 1%nat (1 / 16) kernel_fails
    | falls_at m 4%nat 1%nat (1 / 16) column_fails
    | falls_at m 4%nat 1%nat (1 / 16) below_fails
    | falls_at m 4%nat 2%nat (2 / 16) twice_fails ].
