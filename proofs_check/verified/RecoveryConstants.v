(** * The constants of a recovery, by squares

    With w = sqrt (1 - delta^2), v = sqrt (1 + delta) and root = sqrt s: what the checker decides by squares gives the
    null space property of A with rho and gamma if delta bounds the isometry constant of scale A ([property_follows]),
    and the two conditions on lambda and the sharpness that E0 asks for. *)

From Coq Require Import ZArith QArith Lia List Setoid.
From Barriers Require Import OrderedFields LinearSystems Lengths Recovery Isometries.
Open Scope field_scope.

Section Constants.
Context {K : ordered_field}.
Add Field K_f : (K_field K) (morphism (of_Q_morph K), constants [f_cst], setoid (K_setoid K) (K_ext K)).
Variables delta rho gamma scale lambda width : K.
Hypothesis scale_positive : 0 < scale.
Hypothesis delta_range : 0 < delta < 1.
Hypothesis rho_range : 0 < rho < 1.
Hypothesis rho_follows : delta * ($4 + rho) * (delta * ($4 + rho)) <= $4 * rho * ($4 * rho) * (1 - delta * delta).
Hypothesis gamma_positive : 0 < gamma.
Hypothesis gamma_follows : (1 + delta) * (scale * rho * (scale * rho)) <= gamma * delta * (gamma * delta).

Variables root w v : K.
Hypothesis root_positive : 0 < root.
Hypothesis w_positive : 0 < w.
Hypothesis w_square : w * w == 1 - delta * delta.
Hypothesis v_positive : 0 < v.
Hypothesis v_square : v * v == 1 + delta.

Lemma root_of_first : delta * ($4 + rho) <= $4 * rho * w.
Proof.
  apply square_le_cancel; [apply mult_nonneg; fra|].
  assert (E : $4 * rho * w * ($4 * rho * w) == $4 * rho * ($4 * rho) * (w * w)) by ring. rewrite E, w_square.
  exact rho_follows.
Qed.
Lemma root_of_second : v * (scale * rho) <= gamma * delta.
Proof.
  apply square_le_cancel; [apply mult_nonneg; fra|].
  assert (E : v * (scale * rho) * (v * (scale * rho)) == v * v * (scale * rho * (scale * rho))) by ring.
  rewrite E, v_square. exact gamma_follows.
Qed.

Lemma delta_small : $41 * (delta * delta) < $16.
Proof.
  pose proof root_of_first as F. assert (L : $5 * delta < $4 * w).
  { apply lt_not_le. intros C. assert (0 <= rho * ($5 * delta - $4 * w)) by (apply mult_nonneg; fra).
    assert (0 < (1 - rho) * delta) by (apply mult_positive; fra). fra. }
  assert (0 < ($4 * w - $5 * delta) * ($4 * w + $5 * delta)) by (apply mult_positive; fra). fra.
Qed.

Let k := w - $(1 # 4) * delta.
Lemma delta_by_k : delta <= rho * k.
Proof. pose proof root_of_first. unfold k. fra. Qed.
Lemma k_positive : 0 < k.
Proof.
  pose proof delta_by_k as D. apply lt_not_le. intros C. assert (0 <= rho * - k) by (apply mult_nonneg; fra). fra.
Qed.
Lemma k_inverse : k * / k == 1 /\ 0 < / k.
Proof. pose proof k_positive. split; [apply mult_inv_r; fra|apply inverse_positive, k_positive]. Qed.

Lemma rho_enough : rho_of delta w <= rho.
Proof.
  unfold rho_of, fdiv. fold k. destruct k_inverse as [I P]. pose proof delta_by_k as D.
  assert (0 <= (rho * k - delta) * / k) by (apply mult_nonneg; fra).
  assert (E : (rho * k - delta) * / k == rho * (k * / k) - delta * / k) by ring. rewrite E, I in H. fra.
Qed.
Lemma gamma_enough : gamma_of delta w v * scale <= gamma.
Proof.
  unfold gamma_of, fdiv. fold k. destruct k_inverse as [I P]. pose proof delta_by_k as D.
  pose proof root_of_second as R.
  assert (L : v * scale <= gamma * k).
  { apply (mult_le_cancel _ _ rho (proj1 rho_range)).
    assert (0 <= gamma * (rho * k - delta)) by (apply mult_nonneg; fra). fra. }
  assert (H : 0 <= (gamma * k - v * scale) * / k) by (apply mult_nonneg; fra).
  assert (E : (gamma * k - v * scale) * / k == gamma * (k * / k) - v * / k * scale) by ring. rewrite E, I in H. fra.
Qed.

(** ** The null space property *)

Variables (m n : nat) (A : nat -> nat -> K) (s : nat).
Hypothesis root_square : root * root == number s.
Hypothesis scaled_isometry : isometry m n (fun i j => scale * A i j) (2 * s) delta.

Theorem property_follows : null_space_property m n A s root rho gamma.
Proof.
  intros x S T r P L R. pose proof (norm_scale _ scale _ _ (lt_le _ _ scale_positive) R) as R'.
  assert (Rs : rows_at_most m (image n (fun i j => scale * A i j) x) (scale * r)).
  { revert R'. apply norm_same. intros i _. unfold image. rewrite <- over_scale. apply over_same. intros. ring. }
  pose proof (E3_isometry m n _ s delta (proj1 delta_range) scaled_isometry w v delta_small w_positive w_square
    v_positive v_square root root_positive root_square x S T _ P L Rs) as H.
  refine (norm_le _ _ _ _ _ H). pose proof rho_enough as Er. pose proof gamma_enough as Eg.
  pose proof (inverse_positive root root_positive) as I. pose proof (norm1_nonneg T x) as N. destruct R as [R0 _].
  assert (X : 0 <= (rho - rho_of delta w) * (/ root * norm1 T x)) by (apply mult_nonneg; [fra|apply mult_nonneg; fra]).
  assert (Y : 0 <= (gamma - gamma_of delta w v * scale) * r) by (apply mult_nonneg; fra).
  unfold fdiv. fra.
Qed.

(** ** What E0 asks for *)

Let i := / (1 - rho).
Lemma i_inverse : (1 - rho) * i == 1 /\ 0 < i.
Proof. split; [apply mult_inv_r; fra|apply inverse_positive; fra]. Qed.
Let C := (1 + rho) * (1 + rho).

Hypothesis lambda_positive : 0 < lambda.
Hypothesis lambda_follows : lambda * (($3 + rho) * gamma) * (lambda * (($3 + rho) * gamma)) * number s <= C * C.
Hypothesis width_positive : 0 < width.
Hypothesis width_follows : C * C <= width * lambda * (1 - rho) * (width * lambda * (1 - rho)) * number s.

Lemma C_nonneg : 0 <= C.
Proof. unfold C. apply mult_nonneg; fra. Qed.

Lemma lambda_enough : lambda * big_D rho gamma * root <= big_C rho.
Proof.
  assert (L : lambda * (($3 + rho) * gamma) * root <= C).
  { apply square_le_cancel; [exact C_nonneg|]. rewrite <- root_square in lambda_follows.
    assert (E : lambda * (($3 + rho) * gamma) * root * (lambda * (($3 + rho) * gamma) * root) ==
      lambda * (($3 + rho) * gamma) * (lambda * (($3 + rho) * gamma)) * (root * root)) by ring.
    rewrite E. exact lambda_follows. }
  destruct i_inverse as [_ P]. assert (0 <= (C - lambda * (($3 + rho) * gamma) * root) * i)
    by (apply mult_nonneg; fra). unfold big_D, big_C, fdiv. fold i C. fra.
Qed.

Lemma width_enough : big_C rho <= width * lambda * root.
Proof.
  assert (L : C <= width * lambda * (1 - rho) * root).
  { apply square_le_cancel; [repeat apply mult_nonneg; fra|]. rewrite <- root_square in width_follows.
    assert (E : width * lambda * (1 - rho) * root * (width * lambda * (1 - rho) * root) ==
      width * lambda * (1 - rho) * (width * lambda * (1 - rho)) * (root * root)) by ring.
    rewrite E. exact width_follows. }
  destruct i_inverse as [I P].
  assert (H : 0 <= (width * lambda * (1 - rho) * root - C) * i) by (apply mult_nonneg; fra).
  assert (E : (width * lambda * (1 - rho) * root - C) * i == width * lambda * root * ((1 - rho) * i) - C * i) by ring.
  rewrite E, I in H. unfold big_C, fdiv. fold i C. fra.
Qed.
End Constants.
