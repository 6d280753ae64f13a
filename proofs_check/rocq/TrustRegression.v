(** * T1: the support of a LASSO is the same for all data in a box

    A witness is a set S of columns, signs s, and numbers x, M, N, w of which nothing is assumed.  If it satisfies three
    families of inequalities, then for all data in the box the regression has one minimiser, its support and its signs
    are those of S and s, and it is within w of x.

    Idea.  M is near the inverse of G = A_S^T V A_S + mu, N_j near A_j^T V A_S G^-1.  The first inequalities make e = x'
    - x the solution of a contracting system, so |e| < w ([inverse_solution]); the last keep the correlations off S
    below the thresholds.  So x' is optimal, and the only minimiser ([one_minimiser]). *)

From Coq Require Import ZArith QArith Lia PeanoNat List Setoid Morphisms.
From Barriers Require Import OrderedFields LinearSystems Regressions.
Import ListNotations.
Open Scope field_scope.

Section Regressions.
Context {K : ordered_field}.
Add Field K_f : (K_field K) (morphism (of_Q_morph K), constants [f_cst], setoid (K_setoid K) (K_ext K)).

(** [m] rows, [n] columns; the row weights v and the ridge mu. *)
Variables (m n : nat) (weight ridge : nat -> K).
Implicit Types (A : nat -> nat -> K) (y x z lambda : nat -> K) (c : K) (S : list nat).
Local Notation inner := (Regressions.inner m weight).
Local Notation norm := (Regressions.norm m weight).
Local Notation gram := (Regressions.gram m weight ridge).
Local Notation residual := (Regressions.residual n).
Local Notation correlation := (Regressions.correlation m n weight ridge).
Local Notation minimises := (Regressions.minimises m n weight ridge).

(** ** Boxes and witnesses *)

Section Box.
Variables (A : nat -> nat -> K) (y threshold : nat -> K).
(** The radii of the columns, of y, and of the thresholds. *)
Variables (eps : nat -> K) (eps_y : K) (g : nat -> K).

Definition in_box A' y' l' : Prop :=
  (forall a j, (a < m)%nat -> (j < n)%nat -> fabs (A' a j - A a j) <= eps j) /\
  (forall a, (a < m)%nat -> fabs (y' a - y a) <= eps_y) /\
  forall j, (j < n)%nat -> fabs (l' j - threshold j) <= g j /\ 0 <= l' j.

Variables (S : list nat) (s x w : nat -> K) (M N : nat -> nat -> K).

Definition fit (a : nat) : K := y a - over S (fun l => A a l * x l).
Definition b (i a : nat) : K := over S (fun l => A a l * M i l).
Definition q (j a : nat) : K := A a j - over S (fun l => A a l * N j l).
Definition rho : K := eps_y + over S (fun l => eps l * fabs (x l)).
Definition kappa_on (i : nat) : K := over S (fun l => fabs (M i l) * eps l).
Definition kappa_off (j : nat) : K := eps j + over S (fun l => fabs (N j l) * eps l).
Definition mass : K := over (below m) weight.
Definition size (l : nat) : K := norm (column A l) + mass * eps l.
Definition omega : K := over S (fun l => eps l * w l).

(** The columns of S, and signs: +-1, or 0 for an exact threshold 0. *)
Definition T1_1 : Prop :=
  NoDup S /\ (forall i, In i S -> (i < n)%nat /\ 0 < w i) /\
  forall i, In i S -> s i == 1 \/ s i == -(1) \/ s i == 0 /\ threshold i == 0 /\ g i == 0.

(** By how much entry i may differ from x_i, and how large the correlation of column j may be. *)
Definition side_on (i : nat) : K :=
  fabs (inner (b i) fit - over S (fun l => M i l * (s l * threshold l)) - over S (fun l => M i l * (ridge l * x l))) +
  over S (fun l => eps l * norm (fun a => M i l * fit a - x l * b i a)) + eps_y * norm (b i) +
  over S (fun l => fabs (M i l) * g l) + mass * kappa_on i * rho +
  over S (fun l => fabs (unit_entry i l - over S (fun p => M i p * gram A p l)) * w l) + norm (b i) * omega +
  kappa_on i * over S (fun l => size l * w l).

Definition side_off (j : nat) : K :=
  fabs (inner (q j) fit + over S (fun l => N j l * (s l * threshold l)) + over S (fun l => N j l * (ridge l * x l))) +
  eps j * norm fit + eps_y * norm (q j) + over S (fun l => eps l * norm (fun a => N j l * fit a + x l * q j a)) +
  over S (fun l => fabs (N j l) * g l) + mass * kappa_off j * rho +
  over S (fun l => fabs (inner (q j) (column A l) - ridge l * N j l) * w l) + norm (q j) * omega +
  kappa_off j * over S (fun l => size l * w l).

Definition T1_2 : Prop := forall i, In i S -> side_on i < w i.

Definition T1_3 : Prop := forall i, In i S -> ~ s i == 0 -> w i < s i * x i.

Definition T1_4 : Prop := forall j, (j < n)%nat -> ~ In j S -> side_off j + g j < threshold j.

End Box.

Hypothesis weight_nonneg : forall a, (a < m)%nat -> 0 <= weight a.
Hypothesis ridge_nonneg : forall j, (j < n)%nat -> 0 <= ridge j.

(** ** How far inner products move in the box *)

Section Moved.
Variables (A A' : nat -> nat -> K) (y y' : nat -> K) (eps : nat -> K) (eps_y : K) (S : list nat) (x : nat -> K).
Hypothesis A_near : forall a l, (a < m)%nat -> In l S -> fabs (A' a l - A a l) <= eps l.
Hypothesis y_near : forall a, (a < m)%nat -> fabs (y' a - y a) <= eps_y.
(** A column p, moved to p', less a combination of the columns of S. *)
Variables (p p' : nat -> K) (eps_p : K) (c : nat -> K).
Hypothesis p_near : forall a, (a < m)%nat -> fabs (p' a - p a) <= eps_p.

Definition less (A : nat -> nat -> K) (p : nat -> K) (a : nat) : K := p a - over S (fun l => A a l * c l).
Let kappa : K := eps_p + over S (fun l => fabs (c l) * eps l).

Lemma combination_near u a : (a < m)%nat ->
  fabs (over S (fun l => (A' a l - A a l) * u l)) <= over S (fun l => fabs (u l) * eps l).
Proof.
  intros Ha. apply over_abs. intros l Hl. rewrite abs_mult. pose proof (A_near a l Ha Hl).
  pose proof (abs_nonneg (u l)).
  assert (0 <= (eps l - fabs (A' a l - A a l)) * fabs (u l)) by (apply mult_nonneg; fra). fra.
Qed.

Lemma less_moved a : less A' p' a ==
  less A p a + (p' a - p a - over S (fun l => (A' a l - A a l) * c l)).
Proof.
  unfold less. setoid_replace (over S (fun l => (A' a l - A a l) * c l))
    with (over S (fun l => A' a l * c l) - over S (fun l => A a l * c l)); [ring |].
  rewrite <- over_minus. apply over_same. intros. ring.
Qed.

Lemma less_near a : (a < m)%nat -> fabs (p' a - p a - over S (fun l => (A' a l - A a l) * c l)) <= kappa.
Proof.
  intros Ha. pose proof (p_near a Ha) as P. pose proof (combination_near c a Ha) as C. unfold kappa.
  set (u := p' a - p a) in *. set (v := over S (fun l => (A' a l - A a l) * c l)) in *.
  pose proof (abs_triangle u (- v)) as T. rewrite abs_opp in T. setoid_replace (u - v) with (u + - v) by ring. fra.
Qed.

Lemma column_moved l : In l S -> fabs (inner (less A' p') (column A' l) - inner (less A p) (column A l)) <=
  norm (less A p) * eps l + kappa * size A eps l.
Proof.
  intros Hl. set (theta a := p' a - p a - over S (fun l => (A' a l - A a l) * c l)).
  assert (E : inner (less A' p') (column A' l) - inner (less A p) (column A l) ==
    inner (fun a => A' a l - A a l) (less A p) + inner theta (column A' l)).
  { rewrite (inner_same (less A' p') (fun a => less A p a + theta a) (column A' l) (column A' l))
      by (intros; try apply less_moved; reflexivity).
    rewrite inner_plus. setoid_replace (inner (less A p) (column A' l))
      with (inner (column A l) (less A p) + inner (fun a => A' a l - A a l) (less A p)).
    - rewrite (inner_comm (less A p) (column A l)). ring.
    - rewrite <- inner_plus, inner_comm. apply inner_same; intros; unfold column; ring. }
  rewrite E.
  assert (B1 : fabs (inner (fun a => A' a l - A a l) (less A p)) <= eps l * norm (less A p))
    by (apply (inner_norm_bound weight_nonneg); intros; apply A_near; assumption).
  assert (B2 : fabs (inner theta (column A' l)) <= kappa * over (below m) (fun a => weight a * (fabs (A a l) + eps l))).
  { apply (inner_bound weight_nonneg); [apply less_near |]. intros a Ha. unfold column. pose proof (A_near a l Ha Hl).
    pose proof (abs_triangle (A a l) (A' a l - A a l)) as T.
    assert (R : A a l + (A' a l - A a l) == A' a l) by ring. rewrite R in T. fra. }
  assert (Z : over (below m) (fun a => weight a * (fabs (A a l) + eps l)) == size A eps l).
  { unfold size, norm, mass, column. rewrite <- over_scale_right, <- over_plus. apply over_same. intros. ring. }
  rewrite Z in B2. pose proof (abs_triangle (inner (fun a => A' a l - A a l) (less A p)) (inner theta (column A' l))).
  fra.
Qed.

Lemma fit_moved a : fit A' y' S x a == fit A y S x a + (y' a - y a - over S (fun l => (A' a l - A a l) * x l)).
Proof.
  unfold fit. setoid_replace (over S (fun l => (A' a l - A a l) * x l))
    with (over S (fun l => A' a l * x l) - over S (fun l => A a l * x l)); [ring |].
  rewrite <- over_minus. apply over_same. intros. ring.
Qed.

Lemma fit_near a : (a < m)%nat -> fabs (y' a - y a - over S (fun l => (A' a l - A a l) * x l)) <= rho eps eps_y S x.
Proof.
  intros Ha. pose proof (y_near a Ha) as P. pose proof (combination_near x a Ha) as C. unfold rho.
  assert (E : over S (fun l => eps l * fabs (x l)) == over S (fun l => fabs (x l) * eps l))
    by (apply over_same; intros; ring). rewrite E.
  set (u := y' a - y a) in *. set (v := over S (fun l => (A' a l - A a l) * x l)) in *.
  pose proof (abs_triangle u (- v)) as T. rewrite abs_opp in T. setoid_replace (u - v) with (u + - v) by ring. fra.
Qed.

Lemma residual_moved : fabs (inner (less A' p') (fit A' y' S x) - inner (less A p) (fit A y S x)) <=
  eps_p * norm (fit A y S x) + eps_y * norm (less A p) +
  over S (fun l => eps l * norm (fun a => c l * fit A y S x a + x l * less A p a)) + mass * kappa * rho eps eps_y S x.
Proof.
  set (r := fit A y S x). set (q := less A p).
  set (theta a := p' a - p a - over S (fun l => (A' a l - A a l) * c l)).
  set (nu a := y' a - y a - over S (fun l => (A' a l - A a l) * x l)).
  pose (delta a l := A' a l - A a l).
  assert (T : inner theta r == inner (fun a => p' a - p a) r - over S (fun l => c l * inner (column delta l) r)).
  { rewrite <- inner_sum, <- inner_minus. reflexivity. }
  assert (N : inner q nu == inner (fun a => y' a - y a) q - over S (fun l => x l * inner (column delta l) q)).
  { rewrite inner_comm, <- inner_sum, <- inner_minus. reflexivity. }
  assert (E : inner (less A' p') (fit A' y' S x) - inner q r == inner (fun a => p' a - p a) r +
    inner (fun a => y' a - y a) q - over S (fun l => inner (column delta l) (fun a => c l * r a + x l * q a)) +
    inner theta nu).
  { rewrite (inner_same (less A' p') (fun a => q a + theta a) (fit A' y' S x) (fun a => r a + nu a))
      by (intros; try apply less_moved; apply fit_moved).
    rewrite inner_plus, (inner_comm q), (inner_comm theta), !inner_plus, (inner_comm nu q), (inner_comm r theta), N, T,
      (inner_comm r q), (inner_comm nu theta).
    rewrite (over_same S (fun l => inner (column delta l) (fun a => c l * r a + x l * q a))
      (fun l => c l * inner (column delta l) r + x l * inner (column delta l) q)).
    - rewrite over_plus. ring.
    - intros l _. rewrite inner_comm, inner_plus, !inner_scale, (inner_comm r), (inner_comm q). reflexivity. }
  rewrite E.
  assert (B1 : fabs (inner (fun a => p' a - p a) r) <= eps_p * norm r)
    by (apply (inner_norm_bound weight_nonneg _ _ _ p_near)).
  assert (B2 : fabs (inner (fun a => y' a - y a) q) <= eps_y * norm q)
    by (apply (inner_norm_bound weight_nonneg _ _ _ y_near)).
  assert (B3 : fabs (over S (fun l => inner (column delta l) (fun a => c l * r a + x l * q a))) <=
    over S (fun l => eps l * norm (fun a => c l * r a + x l * q a))).
  { apply over_abs. intros l Hl. apply (inner_norm_bound weight_nonneg). intros a Ha. apply (A_near a l Ha Hl). }
  assert (B4 : fabs (inner theta nu) <= kappa * (mass * rho eps eps_y S x)).
  { assert (Z : mass * rho eps eps_y S x == over (below m) (fun a => weight a * rho eps eps_y S x))
      by (rewrite over_scale_right; reflexivity).
    rewrite Z. apply (inner_bound weight_nonneg); [apply less_near | apply fit_near]. }
  set (t1 := inner (fun a => p' a - p a) r) in *. set (t2 := inner (fun a => y' a - y a) q) in *.
  set (t3 := over S (fun l => inner (column delta l) (fun a => c l * r a + x l * q a))) in *.
  set (t4 := inner theta nu) in *.
  apply abs_le_condition in B1. apply abs_le_condition in B2. apply abs_le_condition in B3.
  apply abs_le_condition in B4.
  apply abs_le_condition. fra.
Qed.
End Moved.

(** ** T1 *)

Section Trusted.
Variables (A : nat -> nat -> K) (y threshold : nat -> K) (eps : nat -> K) (eps_y : K) (g : nat -> K).
Variables (S : list nat) (s x w : nat -> K) (M N : nat -> nat -> K).
Hypothesis shape : T1_1 threshold g S s w.
Hypothesis near : T1_2 A y threshold eps eps_y g S s x w M.
Hypothesis sign : T1_3 S s x w.
Hypothesis off : T1_4 A y threshold eps eps_y g S s x w N.
Variables (A' : nat -> nat -> K) (y' l' : nat -> K).
Hypothesis box : in_box A y threshold eps eps_y g A' y' l'.

Let G' := gram A'.
Let r := fit A y S x.
Let r' := fit A' y' S x.
Let d p := inner (column A' p) r' - s p * l' p - ridge p * x p.

Lemma S_distinct : NoDup S. Proof. apply shape. Qed.
Lemma S_small i : In i S -> (i < n)%nat. Proof. intros H. apply shape, H. Qed.
Lemma w_positive i : In i S -> 0 < w i. Proof. intros H. apply shape, H. Qed.

Lemma A_near a l : (a < m)%nat -> In l S -> fabs (A' a l - A a l) <= eps l.
Proof. intros Ha Hl. apply box; [exact Ha | apply S_small, Hl]. Qed.

Lemma y_near a : (a < m)%nat -> fabs (y' a - y a) <= eps_y.
Proof. intros Ha. apply box, Ha. Qed.

Lemma sign_bounds i : In i S -> -(1) <= s i <= 1.
Proof. intros Hi. destruct shape as (_ & _ & H). destruct (H i Hi) as [E | [E | [E _]]]; rewrite E; fra. Qed.

(** The rows of M A'^T V A' + M mu, with c for the combination. *)
Lemma gram_row (B : nat -> nat -> K) (c : nat -> K) l : In l S ->
  over S (fun p => c p * gram B p l) == inner (fun a => over S (fun p => B a p * c p)) (column B l) + ridge l * c l.
Proof.
  intros Hl. rewrite inner_sum. rewrite <- (over_pick S (fun p => ridge p * c p) l S_distinct Hl), <- over_plus.
  apply over_same. intros p _. unfold gram, unit_entry. rewrite (Nat.eqb_sym p l).
  destruct (Nat.eqb_spec l p); [subst |]; ring.
Qed.

Lemma threshold_moved (c : nat -> K) :
  fabs (over S (fun l => c l * (s l * l' l)) - over S (fun l => c l * (s l * threshold l))) <=
  over S (fun l => fabs (c l) * g l).
Proof.
  rewrite <- over_minus. apply over_abs. intros l Hl.
  setoid_replace (c l * (s l * l' l) - c l * (s l * threshold l)) with (c l * (s l * (l' l - threshold l))) by ring.
  rewrite !abs_mult. destruct box as (_ & _ & H). destruct (H l (S_small l Hl)) as [L _].
  pose proof (sign_bounds l Hl). assert (B : fabs (s l) <= 1) by (apply abs_le_condition; fra).
  pose proof (abs_nonneg (c l)). pose proof (abs_nonneg (s l)). pose proof (abs_nonneg (l' l - threshold l)).
  assert (0 <= (1 - fabs (s l)) * fabs (l' l - threshold l)) by (apply mult_nonneg; fra).
  assert (0 <= fabs (c l) * (g l - fabs (s l) * fabs (l' l - threshold l))) by (apply mult_nonneg; fra). fra.
Qed.

(** Part of the bounds of T1.2 and T1.4. *)
Let turned (q : nat -> K) (kappa : K) (l : nat) : K := norm q * eps l + kappa * size A eps l.

Lemma turned_sum q kappa : over S (fun l => turned q kappa l * w l) ==
  norm q * omega eps S w + kappa * over S (fun l => size A eps l * w l).
Proof.
  unfold omega. rewrite <- !over_scale, <- over_plus. apply over_same. intros. unfold turned. ring.
Qed.

Let R i l := fabs (unit_entry i l - over S (fun p => M i p * gram A p l)) +
  turned (b A S M i) (kappa_on eps S M i) l.
Let t i := fabs (inner (b A S M i) r - over S (fun l => M i l * (s l * threshold l)) -
  over S (fun l => M i l * (ridge l * x l))) +
  over S (fun l => eps l * norm (fun a => M i l * r a - x l * b A S M i a)) + eps_y * norm (b A S M i) +
  over S (fun l => fabs (M i l) * g l) + mass * kappa_on eps S M i * rho eps eps_y S x.

(** [b] is the column 0 less the combination -M. *)
Lemma b_less B i a : less S (fun l => - M i l) B (fun _ => 0) a == b B S M i a.
Proof.
  unfold less, b. assert (E : over S (fun l => B a l * - M i l) == - over S (fun l => B a l * M i l)).
  { setoid_replace (- over S (fun l => B a l * M i l)) with (-(1) * over S (fun l => B a l * M i l)) by ring.
    rewrite <- over_scale. apply over_same. intros. ring. }
  rewrite E. ring.
Qed.

Lemma inner_b B i u : inner (less S (fun l => - M i l) B (fun _ => 0)) u == inner (b B S M i) u.
Proof. apply inner_same; intros; [apply b_less | reflexivity]. Qed.

Lemma norm_b B i : norm (less S (fun l => - M i l) B (fun _ => 0)) == norm (b B S M i).
Proof. apply norm_same. intros. apply b_less. Qed.

Lemma kappa_less i : 0 + over S (fun l => fabs (- M i l) * eps l) == kappa_on eps S M i.
Proof.
  unfold kappa_on. rewrite (over_same S _ (fun l => fabs (M i l) * eps l)); [ring |]. intros. rewrite abs_opp.
  reflexivity.
Qed.

Lemma zero_near a : (a < m)%nat -> fabs ((0 : K) - 0) <= 0.
Proof. intros _. assert (E : (0 : K) - 0 == 0) by ring. rewrite E. pose proof (abs_spec (0 : K)). fra. Qed.

Lemma defect i l : In i S -> In l S -> fabs (unit_entry i l - over S (fun p => M i p * G' p l)) <= R i l.
Proof.
  intros Hi Hl. unfold R, G'. rewrite !gram_row by exact Hl.
  pose proof (column_moved A A' eps S A_near (fun _ => 0) (fun _ => 0) 0 (fun l => - M i l) zero_near l Hl) as B.
  rewrite kappa_less, !inner_b, norm_b in B.
  change (fun a => over S (fun p => A' a p * M i p)) with (b A' S M i).
  change (fun a => over S (fun p => A a p * M i p)) with (b A S M i). unfold turned.
  set (u := inner (b A' S M i) (column A' l)) in *. set (v := inner (b A S M i) (column A l)) in *.
  pose proof (abs_triangle (unit_entry i l - (v + ridge l * M i l)) (-(u - v))) as T. rewrite abs_opp in T.
  setoid_replace (unit_entry i l - (u + ridge l * M i l)) with (unit_entry i l - (v + ridge l * M i l) + -(u - v))
    by ring.
  fra.
Qed.

Lemma right_side i : In i S -> fabs (over S (fun p => M i p * d p)) <= t i.
Proof.
  intros Hi.
  assert (E : over S (fun p => M i p * d p) ==
    inner (b A' S M i) r' - over S (fun l => M i l * (s l * l' l)) - over S (fun l => M i l * (ridge l * x l))).
  { unfold b. rewrite inner_sum, <- !over_minus. apply over_same. intros. unfold d. ring. }
  rewrite E.
  pose proof (residual_moved A A' y y' eps eps_y S x A_near y_near (fun _ => 0) (fun _ => 0) 0
    (fun l => - M i l) zero_near) as B.
  rewrite kappa_less, !inner_b, norm_b in B.
  fold r r' in B. rewrite (over_same S _ (fun l => eps l * norm (fun a => M i l * r a - x l * b A S M i a))) in B.
  2: { intros l _. rewrite <- norm_opposite. apply fmul_proper; [reflexivity |]. apply norm_same. intros a _.
       rewrite b_less. ring. }
  pose proof (threshold_moved (M i)) as H. unfold t.
  set (u' := inner (b A' S M i) r') in *. set (u := inner (b A S M i) r) in *.
  set (h' := over S (fun l => M i l * (s l * l' l))) in *.
  set (h := over S (fun l => M i l * (s l * threshold l))) in *.
  set (k := over S (fun l => M i l * (ridge l * x l))) in *.
  pose proof (abs_triangle (u - h - k) (u' - u + -(h' - h))) as T1.
  pose proof (abs_triangle (u' - u) (-(h' - h))) as T2.
  rewrite abs_opp in T2. setoid_replace (u' - h' - k) with (u - h - k + (u' - u + -(h' - h))) by ring.
  pose (n1 := norm r). fold n1 in B. fra.
Qed.

Lemma rows_small i : In i S -> t i + over S (fun l => R i l * w l) < w i.
Proof.
  intros Hi. pose proof (near i Hi) as H. unfold side_on in H. fold r in H. unfold R.
  rewrite (over_same S _ (fun l => fabs (unit_entry i l - over S (fun p => M i p * gram A p l)) * w l +
    turned (b A S M i) (kappa_on eps S M i) l * w l)) by (intros; ring).
  rewrite over_plus, turned_sum. unfold t. fra.
Qed.

Theorem T1_regression : exists z,
  (minimises A' y' l' z /\ forall z', minimises A' y' l' z' -> forall j, (j < n)%nat -> z' j == z j) /\
  (forall j, (j < n)%nat -> ~ In j S -> z j == 0) /\
  (forall i, In i S -> fabs (z i - x i) < w i) /\
  (forall i, In i S -> ~ s i == 0 -> 0 < s i * z i) /\
  forall j, (j < n)%nat -> ~ In j S -> fabs (correlation A' y' z j) < l' j.
Proof.
  destruct (inverse_solution S S G' M R w t S_distinct eq_refl w_positive defect d right_side rows_small) as
    (e & E & W).
  pose (z j := if in_dec Nat.eq_dec j S then x j + e j else 0).
  assert (On : forall i, In i S -> z i == x i + e i).
  { intros i Hi. unfold z. destruct (in_dec Nat.eq_dec i S); [reflexivity | contradiction]. }
  assert (Off : forall j, ~ In j S -> z j == 0).
  { intros j Hj. unfold z. destruct (in_dec Nat.eq_dec j S); [contradiction | reflexivity]. }
  assert (Res : forall a, residual A' y' z a == r' a - over S (fun l => A' a l * e l)).
  { intros a. unfold residual. rewrite (over_support n S (fun j => A' a j * z j) S_distinct S_small).
    - rewrite (over_same S _ (fun l => A' a l * x l + A' a l * e l)) by (intros l Hl; rewrite (On l Hl); ring).
      rewrite over_plus. unfold r', fit. ring.
    - intros j _ Hj. rewrite (Off j Hj). ring. }
  assert (Inner : forall u, inner u (residual A' y' z) == inner u r' - over S (fun l => e l * inner (column A' l) u)).
  { intros u. rewrite <- inner_sum, (inner_comm u r'), <- inner_minus, inner_comm. apply inner_same; [| reflexivity].
    intros a _. apply Res. }
  assert (Sign : forall i, In i S -> ~ s i == 0 -> 0 < s i * z i).
  { intros i Hi Si. rewrite (On i Hi). pose proof (sign i Hi Si) as P. pose proof (W i Hi) as Wi.
    apply abs_lt_condition in Wi. destruct shape as (_ & _ & H).
    destruct (H i Hi) as [E1 | [E1 | [E1 _]]]; [| | contradiction]; rewrite E1 in *; fra. }
  assert (Corr : forall i, In i S -> correlation A' y' z i == s i * l' i).
  { intros i Hi. pose proof (E i Hi) as Ei. unfold correlation. rewrite Inner, (On i Hi). unfold d in Ei.
    assert (F : over S (fun l => G' i l * e l) ==
      over S (fun l => e l * inner (column A' l) (column A' i)) + ridge i * e i).
    { rewrite <- (over_pick S (fun l => ridge l * e l) i S_distinct Hi), <- over_plus. apply over_same. intros l _.
      unfold G', gram, unit_entry. rewrite (inner_comm (column A' i)).
      destruct (Nat.eqb_spec i l); [subst |]; ring. }
    rewrite F in Ei.
    set (u := over S (fun l => e l * inner (column A' l) (column A' i))) in *.
    setoid_replace (inner (column A' i) r') with (u + ridge i * e i + s i * l' i + ridge i * x i) by fra. ring. }
  assert (Below : forall j, (j < n)%nat -> ~ In j S -> fabs (correlation A' y' z j) < l' j).
  { intros j Hj Nj. unfold correlation. rewrite Inner, (Off j Nj).
    set (q' := q A' S N j). set (q0 := q A S N j).
    assert (P : forall a, (a < m)%nat -> fabs (column A' j a - column A j a) <= eps j)
      by (intros a Ha; apply box; assumption).
    assert (Q : inner (column A' j) r' - over S (fun l => e l * inner (column A' l) (column A' j)) - ridge j * 0 ==
      inner q' r' + over S (fun l => N j l * (s l * l' l)) + over S (fun l => N j l * (ridge l * x l)) -
      over S (fun l => (inner q' (column A' l) - ridge l * N j l) * e l)).
    { assert (D0 : over S (fun p => N j p * (d p - over S (fun l => G' p l * e l))) == 0).
      { apply over_zero. intros p Hp. rewrite (E p Hp). ring. }
      assert (D1 : over S (fun p => N j p * (d p - over S (fun l => G' p l * e l))) ==
        inner (fun a => over S (fun p => A' a p * N j p)) r' - over S (fun l => N j l * (s l * l' l)) -
        over S (fun l => N j l * (ridge l * x l)) -
        over S (fun l => (inner (fun a => over S (fun p => A' a p * N j p)) (column A' l) + ridge l * N j l) * e l)).
      { rewrite (over_same S (fun l => (inner (fun a => over S (fun p => A' a p * N j p)) (column A' l) +
          ridge l * N j l) * e l)
          (fun l => over S (fun p => N j p * (G' p l * e l)))).
        - rewrite over_swap, inner_sum, <- !over_minus. apply over_same. intros p _. rewrite over_scale. unfold d. ring.
        - intros l Hl. rewrite <- gram_row by exact Hl. rewrite <- over_scale_right. apply over_same. intros.
          unfold G'. ring. }
      rewrite D0 in D1.
      assert (D2 : forall u, inner q' u == inner (column A' j) u - inner (fun a => over S (fun p => A' a p * N j p)) u)
        by (intros u; rewrite <- inner_minus; reflexivity).
      rewrite D2. set (v := fun a => over S (fun p => A' a p * N j p)) in *.
      rewrite (over_same S (fun l => (inner q' (column A' l) - ridge l * N j l) * e l)
        (fun l => e l * inner (column A' l) (column A' j) - (inner v (column A' l) + ridge l * N j l) * e l)).
      - rewrite over_minus.
        set (w1 := over S (fun l => (inner v (column A' l) + ridge l * N j l) * e l)) in *.
        setoid_replace (inner v r') with (over S (fun l => N j l * (s l * l' l)) +
          over S (fun l => N j l * (ridge l * x l)) + w1)
          by fra. ring.
      - intros l _. rewrite D2, (inner_comm (column A' j)). ring. }
    rewrite Q.
    pose proof (residual_moved A A' y y' eps eps_y S x A_near y_near (column A j) (column A' j) (eps j) (N j) P) as B.
    fold r r' in B. change (less S (N j) A' (column A' j)) with q' in B.
    change (less S (N j) A (column A j)) with q0 in B.
    change (eps j + over S (fun l => fabs (N j l) * eps l)) with (kappa_off eps S N j) in B.
    pose proof (threshold_moved (N j)) as H.
    assert (Turn : fabs (over S (fun l => (inner q' (column A' l) - ridge l * N j l) * e l)) <=
      over S (fun l => fabs (inner q0 (column A l) - ridge l * N j l) * w l) + (norm q0 * omega eps S w +
        kappa_off eps S N j * over S (fun l => size A eps l * w l))).
    { rewrite <- turned_sum, <- over_plus. apply over_abs. intros l Hl. rewrite abs_mult.
      pose proof (column_moved A A' eps S A_near (column A j) (column A' j) (eps j) (N j) P l Hl) as C.
      change (less S (N j) A' (column A' j)) with q' in C. change (less S (N j) A (column A j)) with q0 in C.
      change (eps j + over S (fun l => fabs (N j l) * eps l)) with (kappa_off eps S N j) in C.
      unfold turned. pose proof (W l Hl) as Wl. pose proof (w_positive l Hl).
      set (u' := inner q' (column A' l)) in *. set (u := inner q0 (column A l)) in *.
      set (k := norm q0 * eps l + kappa_off eps S N j * size A eps l) in *.
      pose proof (abs_triangle (u - ridge l * N j l) (u' - u)) as T.
      assert (F : u - ridge l * N j l + (u' - u) == u' - ridge l * N j l) by ring. rewrite F in T.
      pose proof (abs_nonneg (u' - ridge l * N j l)). pose proof (abs_nonneg (e l)).
      assert (0 <= fabs (u' - ridge l * N j l) * (w l - fabs (e l))) by (apply mult_nonneg; fra).
      assert (0 <= (fabs (u - ridge l * N j l) + k - fabs (u' - ridge l * N j l)) * w l) by (apply mult_nonneg; fra).
      fra. }
    pose proof (off j Hj Nj) as T4. unfold side_off in T4. fold r in T4. change (q A S N j) with q0 in T4.
    destruct box as (_ & _ & L). destruct (L j Hj) as [Lj _]. apply abs_le_condition in Lj.
    set (u' := inner q' r') in *. set (u := inner q0 r) in *.
    set (h' := over S (fun l => N j l * (s l * l' l))) in *.
    set (h := over S (fun l => N j l * (s l * threshold l))) in *.
    set (k := over S (fun l => N j l * (ridge l * x l))) in *.
    set (v := over S (fun l => (inner q' (column A' l) - ridge l * N j l) * e l)) in *.
    pose proof (le_abs (u + h + k)). pose proof (le_abs (-(u + h + k))) as T0. rewrite abs_opp in T0.
    apply abs_le_condition in B. apply abs_le_condition in H. apply abs_le_condition in Turn. apply abs_lt_condition.
    fra. }
  assert (Opt : Regressions.optimality m n weight ridge A' y' l' z).
  { intros j Hj. destruct (in_dec Nat.eq_dec j S) as [H | H].
    - rewrite (Corr j H). pose proof (sign_bounds j H) as B. destruct box as (_ & _ & L). destruct (L j Hj) as [Lj Pj].
      assert (B' : fabs (s j) <= 1) by (apply abs_le_condition; fra).
      assert (P : fabs (l' j) == l' j) by (pose proof (abs_spec (l' j)); fra). rewrite abs_mult, P. split.
      + assert (0 <= (1 - fabs (s j)) * l' j) by (apply mult_nonneg; fra). fra.
      + destruct shape as (_ & _ & H'). destruct (H' j H) as [E1 | [E1 | (E1 & Z1 & Z2)]].
        * assert (Sj : ~ s j == 0) by fra. pose proof (Sign j H Sj) as Q. rewrite E1 in *.
          assert (A1 : fabs (z j) == z j) by (pose proof (abs_spec (z j)); fra). rewrite A1. ring.
        * assert (Sj : ~ s j == 0) by fra. pose proof (Sign j H Sj) as Q. rewrite E1 in *.
          assert (A1 : fabs (z j) == - z j) by (pose proof (abs_spec (z j)); fra). rewrite A1. ring.
        * assert (Z : l' j == 0) by (rewrite Z1, Z2 in Lj; apply abs_le_condition in Lj; fra). rewrite Z. ring.
    - pose proof (Below j Hj H). split; [fra |]. rewrite (Off j H).
      assert (Z : fabs (0 : K) == 0) by (pose proof (abs_spec (0 : K)); fra). rewrite Z. ring. }
  exists z. split; [split | split; [| split; [| split; [exact Sign | exact Below]]]].
  - apply T0_minimiser; assumption.
  - apply (one_minimiser m n weight ridge weight_nonneg ridge_nonneg A' y' l' z Opt S S_distinct S_small Below).
    apply (inverse_injective S S G' M R w S_distinct w_positive defect).
    intros i Hi. pose proof (rows_small i Hi). pose proof (right_side i Hi).
    pose proof (abs_nonneg (over S (fun p => M i p * d p))). fra.
  - intros j _ Nj. apply Off, Nj.
  - intros i Hi. assert (F : z i - x i == e i) by (rewrite (On i Hi); ring). rewrite F. apply W, Hi.
Qed.
End Trusted.
End Regressions.
