(** * Mutants of E3's constants that hold: w may be larger, v is any positive number *)

From Coq Require Import ZArith QArith Lia.
From Barriers Require Import OrderedFields LinearSystems Lengths Recovery Isometries.
From Mutants Require Import Verdicts AnyIsometries.
Open Scope field_scope.

Section Range.
Context {K : ordered_field}.
Add Field K_f : (K_field K) (morphism (of_Q_morph K), constants [f_cst], setoid (K_setoid K) (K_ext K)).

Lemma range (delta w v : K) : 0 < delta -> $41 * (delta * delta) < $16 -> 0 < w -> 1 - delta * delta <= w * w ->
  0 < v ->
  0 < rho_of delta w < 1 /\ 0 < gamma_of delta w v.
Proof.
  intros D S W Ws V. assert (L : $(5 # 4) * delta < w).
  { apply lt_not_le. intros C. assert (0 <= ($(5 # 4) * delta - w) * ($(5 # 4) * delta + w)) by (apply mult_nonneg;
    fra). fra. }
  assert (I : / (w - $(1 # 4) * delta) * (w - $(1 # 4) * delta) == 1) by (apply (finv_left K); fra).
  pose proof (inverse_positive (w - $(1 # 4) * delta) ltac:(fra)) as I0. unfold rho_of, gamma_of, fdiv.
  set (k := / (w - $(1 # 4) * delta)) in *. assert (0 < k * (w - $(5 # 4) * delta)) by (apply mult_positive; fra).
  split; [split |]; [apply mult_positive; fra | fra | apply mult_positive; fra].
Qed.

(** gamma > 1 *)
Lemma gamma_large (delta w v : K) : 0 < delta -> $41 * (delta * delta) < $16 -> 0 < w -> w * w == 1 - delta * delta ->
  0 < v ->
  v * v == 1 + delta -> (0 < rho_of delta w < 1) /\ 1 < gamma_of delta w v.
Proof.
  intros D S W Ws V Vs. destruct (range delta w v D S W ltac:(fra) V) as [R _]. split; [exact R |].
  assert (L : $(5 # 4) * delta < w).
  { apply lt_not_le. intros C. assert (0 <= ($(5 # 4) * delta - w) * ($(5 # 4) * delta + w)) by (apply mult_nonneg;
    fra). fra. }
  assert (I : / (w - $(1 # 4) * delta) * (w - $(1 # 4) * delta) == 1) by (apply (finv_left K); fra).
  pose proof (inverse_positive (w - $(1 # 4) * delta) ltac:(fra)) as I0. unfold gamma_of, fdiv.
  assert (V1 : 1 < v) by (apply lt_not_le; intros C; assert (0 <= (1 - v) * (1 + v)) by (apply mult_nonneg; fra); fra).
  assert (W1 : w < 1) by (apply lt_not_le; intros C; assert (0 <= (w - 1) * (w + 1)) by (apply mult_nonneg; fra);
    assert (0 < delta * delta) by (apply mult_positive; fra); fra).
  set (k := / (w - $(1 # 4) * delta)) in *. assert (0 < k * (v - (w - $(1 # 4) * delta))) by (apply mult_positive;
    fra). fra.
Qed.

(** A root of what is positive is not 0. *)
Lemma root_not_0 (w a : K) : 0 <= w -> w * w == a -> 0 < a -> 0 < w.
Proof. intros W E A. apply lt_not_le. intros C. assert (Z : w == 0) by fra. rewrite Z in E. fra. Qed.

Lemma small (delta : K) : 0 < delta -> $41 * (delta * delta) < $16 -> 0 < 1 - delta * delta.
Proof. intros. fra. Qed.

Lemma isometry_less m N A t t' (delta : K) : (t' <= t)%nat -> isometry m N A t delta -> isometry m N A t' delta.
Proof. intros L H x S T P Le Z. apply (H x S T P); [lia | exact Z]. Qed.
End Range.

Ltac roots := first [eassumption | eapply root_not_0; [eassumption | eassumption | fra] | fra].
Ltac prove_Isometries_constants_range :=
  intros;
  first [ solve [apply range; roots] | solve [apply gamma_large; roots]
        | exfalso; match goal with h : (?w * ?w == 0 - ?d * ?d)%F, p : (0 < ?w)%F |- _ => pose proof (mult_positive _
          _ p p); pose proof (square_nonneg d); fra end ].
Ltac prove_Isometries_E3_isometry :=
  intros;
  first [ eapply E3_isometry; first [eassumption | eapply isometry_less; [| eassumption]; lia | roots]
        | eapply isometry_17; first [eassumption | fra]
        | exfalso; match goal with h : (?w * ?w == 0 - ?d * ?d)%F, p : (0 < ?w)%F |- _ => pose proof (mult_positive _
          _ p p); pose proof (square_nonneg d); fra end ].
