(** * Mutants of E1 that hold: v can be shorter than 1, and a bound larger *)

From Coq Require Import ZArith QArith Lia PeanoNat List.
From Barriers Require Import OrderedFields LinearSystems Lengths Recovery RecoveryBlocks RecoveryRestarts.
From Mutants Require Import Verdicts.
Open Scope field_scope.

Section Blocks.
Context {K : ordered_field}.
Add Field K_f : (K_field K) (morphism (of_Q_morph K), constants [f_cst], setoid (K_setoid K) (K_ext K)).

Lemma value_more m N A y (lambda : K) z f f' : f <= f' -> value_at_most m N A y lambda z f ->
  value_at_most m N A y lambda z f'.
Proof. intros L. apply norm_le. fra. Qed.

(** c/a more, for c >= 1 *)
Lemma more (f d a b c : K) p : (0 < p)%nat -> 0 < b -> 1 <= c -> f + (d / a + 1 / b) / number p <= f + (d / a + c / b) /
  number p.
Proof.
  intros P B C. pose proof (inverse_positive _ (number_positive (K := K) p P)). pose proof (inverse_positive _ B).
  assert (0 <= (c - 1) * / b * / number p) by (repeat apply mult_nonneg; fra). unfold fdiv. fra.
Qed.
End Blocks.

Ltac prove_RecoveryBlocks_E1_iteration :=
  intros; eapply E1_iteration; [eassumption .. | eapply norm_le; [| eassumption]; fra].
Ltac prove_RecoveryBlocks_E1_block :=
  intros; eapply value_more; [apply more; [eassumption | eassumption | fra] |]; eapply E1_block; eassumption.
Ltac prove_RecoveryRestarts_E1_scaled :=
  intros; eapply value_more; [apply more; [eassumption | apply mult_positive; eassumption | fra] |];
  eapply E1_scaled; eassumption.
