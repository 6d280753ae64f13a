(** * Refutations of mutants of what attains A8: the error is 1/2 without tiny print, and the price is paid *)

From Coq Require Import ZArith QArith Qround Qabs List Lia Lqa.
From Barriers Require Import OrderedFields Archimedean Networks Classification Alternation Instability StableNetwork.
From Barriers Require Precision.
From Mutants Require Import Verdicts AnyLevel Instances.
Import ListNotations.
Open Scope Q_scope.
Canonical Structure Q_field.

Lemma on_it (t : Q) : t == 0 + t * 1. Proof. ring. Qed.
Lemma on_it' (c t : Q) : 0 * c == 0 + t * 0. Proof. ring. Qed.

(** Of two neighbours near 0 the labels differ, but not the values without tiny print. *)

Lemma close_neighbours N (phi : network Q_field) : NN 2 N phi -> exists k, (1 <= k)%nat /\ @label K k = fzero /\ @label
  K (S k) = fone /\
  (fabs (value phi (z_point (K := K) 2 1 fzero k) - value phi (z_point (K := K) 2 1 fzero (S k))) < $(1 # 3))%F.
Proof.
  intros H. destruct (A0_continuous (K := Q_field) 2 N phi [0; 0] [1; 0] H) as [M HM].
  set (n := Z.to_nat (Qround.Qceiling (3 * Qabs M))). exists (S (2 * n)). split; [lia |].
  assert (Ev : Nat.even (S (2 * n)) = false) by (rewrite Nat.even_succ, <- Nat.negb_even, Nat.even_mul; reflexivity).
  assert (Od : Nat.even (S (S (2 * n))) = true) by (change (Nat.even (2 * n) = true); rewrite Nat.even_mul;
    reflexivity).
  unfold label. rewrite Ev, Od. split; [reflexivity |]. split; [reflexivity |].
  assert (On : forall k, same (K := K) (z_point (K := K) 2 1 fzero k) (line (K := Q_field) [0; 0] [1;
    0] (@abscissa K 1 k))).
  { intros k. constructor; [exact (on_it _) | constructor; [exact (on_it' _ _) | constructor]]. }
  rewrite (value_same phi _ _ (On (S (2 * n)))), (value_same phi _ _ (On (S (S (2 * n))))).
  set (k := S (2 * n)) in *. pose proof (HM (@abscissa K 1 (S k)) (@abscissa K 1 k)) as B.
  pose proof (abscissa_falls (K := K) 1 k (S k) eq_refl ltac:(lia)) as F.
  pose proof (abscissa_positive (K := K) 1 (S k) eq_refl) as P.
  pose proof (abscissa_times (K := K) 1 k) as T.
  assert (C : 3 * Qabs M <= @Qnat K k).
  { unfold Qnat. rewrite of_Z_rational. eapply Qle_trans; [apply Qround.Qle_ceiling |]. rewrite <- Zle_Qle.
    unfold k, n. lia. }
  set (x := @abscissa K 1 k) in *. set (y := @abscissa K 1 (S k)) in *. set (q := @Qnat K k) in *.
  clearbody x y q k. clear HM On Ev Od n H.
  change (y < x)%Q in F. change (0 < y)%Q in P. change (x * (q + (3 # 4)) == 1)%Q in T.
  assert (D : @fabs Q_field (x - y)%F == x - y) by (apply (@abs_pos Q_field); change (0 <= x - y)%Q; lra).
  set (v := @fabs Q_field (_ - _)%F) in B at 1. change (v < 1 # 3)%Q. change (v <= M * @fabs Q_field (x - y)%F)%Q in B.
  clearbody v. rewrite D in B. clear D. assert (A := Qle_Qabs M). assert (A0 := Qabs_nonneg M).
  set (m := Qabs M) in *. clearbody m.
  assert (M * (x - y) <= m * x) by nra. assert (3 * (m * x) <= q * x) by nra. lra.
Qed.

(** With one input. *)
Lemma sees_no_print phi k : NN (K := Q_field) 1 [1%nat] phi ->
  (@fabs K (value phi (z_point (K := K) 1 1 1 k) - f (K := K) 1 (z_point (K := K) 1 1 1 k)) == 0)%F ->
  ($(1 # 2) <= @fabs K (value phi (x_point (K := K) 1 1 k) - f (K := K) 1 (x_point (K := K) 1 1 k)))%F -> False.
Proof.
  intros H A B. rewrite (f_proper (K := K) 1 (z_point (K := K) 1 1 1 k) (x_point (K := K) 1 1 k)) in A by reflexivity.
  pose proof (value_sees (K := K) 1 [1%nat] phi [@abscissa K 1 k] [1 * f (K := K) 1 (x_point (K := K) 1 1 k)] [0] H
    eq_refl) as E.
  change ([@abscissa K 1 k] ++ [1 * f (K := K) 1 (x_point (K := K) 1 1 k)]) with (z_point (K := K) 1 1 1 k) in E.
  change ([@abscissa K 1 k] ++ [0]) with (x_point (K := K) 1 1 k) in E.
  assert (G : forall v w l : Q, v = w -> (@fabs K (v - l) == 0)%F -> ($(1 # 2) <= @fabs K (w - l))%F -> False).
  { intros v w l -> A' B'. rewrite A' in B'. exact (B' eq_refl). }
  exact (G _ _ _ E A B).
Qed.

(** Errors of 0, 1 and 1/3, at the labels 0 and 1. *)
Lemma steady (v w l l' e : Q) : e == 0 \/ e == 1 \/ e == 1 # 3 -> l = @fzero K -> l' = @fone K ->
  (@fabs K (v - l) == e)%F -> (@fabs K (w - l') == e)%F -> (@fabs K (v - w) < $(1 # 3))%F -> False.
Proof.
  intros E -> -> A B C. rewrite (abs_rational (v - @fzero K)%F) in A. rewrite (abs_rational (w - @fone K)%F) in B.
  rewrite (abs_rational (v - w)%F) in C. change (Qabs (v - 0) == e)%Q in A. change (Qabs (w - 1) == e)%Q in B.
  change (Qabs (v - w) < 1 # 3)%Q in C. revert A B C.
  apply (Qabs_case (v - 0)); apply (Qabs_case (w - 1)); apply (Qabs_case (v - w)); intros; destruct E as [E | [E | E]];
    lra.
Qed.

Lemma no_more (x y : Q) : (@feq K x y)%F -> (@fleq K x y)%F.
Proof. intros H. rewrite H. apply (@le_refl K). Qed.

Ltac refute_Precision_A8_attained m :=
  let phi := fresh "phi" in let nn := fresh "nn" in let W' := fresh "W" in
  let k := fresh "k" in let Hk := fresh "k" in let L := fresh "L" in let L' := fresh "L" in let C := fresh "C" in
  let at_ d N delta W e := (specialize (m K d N 1 delta W e); met m) in
  (** delta = 0: an error of e everywhere. *)
  let flat W e := (at_ 2%nat [1%nat] 0 W e; destruct m as (phi & nn & _ & m);
    destruct (close_neighbours [1%nat] phi nn) as (k & Hk & L & L' & C);
    let m1 := fresh in let m2 := fresh in
    pose proof (m k) as m1; pose proof (m (S k)) as m2;
    met_by ltac:(fun _ => first [assumption | lia]) m1; met_by ltac:(fun _ => lia) m2;
    exact (steady _ _ _ _ e ltac:(first [left; reflexivity | right; left; reflexivity | right; right; reflexivity])
      (eq_trans (label_z (K := K) 2 1 fzero k eq_refl) L) (eq_trans (label_z (K := K) 2 1 fzero (S k) eq_refl) L') m1 m2
        C)) in
  (** The price: too large an error for the weights. *)
  let priced delta W e := (at_ 2%nat [1%nat] delta W e; destruct m as (phi & nn & W' & m);
    pose proof (Precision.A8_price_in_precision (K := K) 2 [1%nat] phi 1 delta 4 e W nn) as C;
    met_by ltac:(fun _ => first [exact W' | let i := fresh in let h := fresh in intros i h;
      exact (no_more _ _ (m i ltac:(lia))) | fact]) C;
    absurd_by_computing C) in
  first
    [ at_ 2%nat [0%nat] 0 0 (1 # 2); wrong_shape m | at_ 2%nat (@nil nat) 0 0 (1 # 2); wrong_shape m
    | at_ 0%nat [1%nat] 0 0 (1 # 2); wrong_shape m
    | at_ 2%nat [1%nat] 0 0 (1 # 2); specialize (m (constant 5)); destruct m as (_ & _ & m); specialize (m 1%nat);
      absurdity m
    | flat 0 1 | flat 0 0 | flat 0 (1 # 3) | priced (1 # 8) 2 0 | priced 2 (1 # 2) 0
    | at_ 2%nat [1%nat] 1 (-1 # 1) 0; destruct m as (phi & nn & W' & _);
      pose proof (Precision.weights_bound_nonneg (K := K) 2 [1%nat] phi _ nn W') as C; absurd_by_computing C
    | at_ 2%nat [1%nat] 3 1 (-1 # 1); destruct m as (phi & nn & _ & m); specialize (m 1%nat ltac:(lia));
      pose proof (@abs_nonneg K (value phi (z_point (K := K) 2 1 3 1) - f (K := K) 1 (z_point (K := K) 2 1 3 1))%F) as
        C;
      rewrite m in C; absurd_by_computing C
    | at_ 1%nat [1%nat] 1 1 0; destruct m as (phi & nn & _ & m);
      destruct (B0_error_at_least_half (K := K) 1 [1%nat] phi 1 4 nn ltac:(split; discriminate) ltac:(simpl;
        lia)) as (k & Hk & C);
      specialize (m k ltac:(lia)); exact (sees_no_print phi k nn m C) ].
