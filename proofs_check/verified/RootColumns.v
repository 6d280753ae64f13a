(** * What is checked of a column of P1 or P3, over every ordered field that has the root

    [column_ok] is what RootMinimisers.v asks of a column: |c| <= tau, c x = tau |x|, and where |c| = tau a push does
    not move x to its side.  With a root t > 0 of s, c = p + q t and tau = t ([with_root]); without, c = q and tau = 1
    ([without_root]). *)

From Coq Require Import ZArith QArith List Lia Setoid Morphisms Bool.
From Barriers Require Import OrderedFields LinearSystems TrustRational.
From Barriers Require Import Numerals Intervals Blocks ListSums RootCertificates.
Import ListNotations.
Open Scope Q_scope.
Local Notation below := LinearSystems.below.

(** ** Lists, entry by entry *)

Lemma entry_at {B} (P : B -> nat -> Prop) l n d : Forall2 P l (below n) -> forall j, (j < n)%nat -> P (nth j l d) j.
Proof.
  intros H j Hj. pose proof (same_length _ _ _ H) as L. rewrite below_length in L. pose proof (list_nth d l) as N.
  rewrite L in N. destruct (all_at _ _ _ (both _ _ _ _ H N) j (proj2 (in_below n j) Hj)) as [q [_ [E F]]].
  rewrite <- F. exact E.
Qed.
Lemma entries_are {B} (d : B) l n : List.length l = n -> Forall2 (fun q j => q = nth j l d) l (below n).
Proof. intros <-. apply list_nth. Qed.
Lemma spread_size fs : forall xs, List.length (spread fs xs) = List.length fs.
Proof. induction fs as [|[] fs IH]; intros xs; [reflexivity| |]; [destruct xs|]; simpl; f_equal; apply IH. Qed.
Lemma spread_off fs : forall xs j, nth j fs false = false -> nth j (spread fs xs) 0 = 0.
Proof.
  induction fs as [|f fs IH]; intros xs [|j] H; try reflexivity; destruct f, xs; simpl in *; try reflexivity;
    try discriminate; apply IH, H.
Qed.
Lemma nothing_off {B} (l : list B) j : nth j (map (fun _ => 0) l) 0 = 0.
Proof. revert j. induction l as [|b l IH]; intros [|j]; try reflexivity. apply IH. Qed.
Lemma support_fits s ab p q : column_fits s (true, ab) (p, q) = true -> p == 0.
Proof.
  unfold column_fits. cbn [fst snd negb orb]. rewrite !andb_true_iff. intros [[H _] _].
  destruct (surd_sign s (fst ab) (snd ab)); [discriminate| |]; apply andb_true_iff in H; destruct H as [H _];
    apply Qeq_bool_iff, H.
Qed.

(** ** Signs *)

Lemma surd_sign_zero s p q : s == 0 -> surd_sign s p q = match p ?= 0 with Eq => q ?= 0 | o => o end.
Proof.
  intros E. assert (Z : q * q * s == 0) by (rewrite E; apply Qmult_0_r).
  unfold surd_sign. destruct (p ?= 0) eqn:P, (q ?= 0) eqn:Q; try reflexivity.
  - apply Qlt_alt in P. apply Qlt_alt. rewrite Z. pose proof (Qmult_lt_0_compat _ _ (Qopp_lt_compat p 0 P)
    (Qopp_lt_compat p 0 P)) as H.
    clear - H. destruct p as [[|n|n] d]; exact H.
  - apply Qgt_alt in P. apply Qgt_alt. rewrite Z. apply Qmult_lt_0_compat; exact P.
Qed.

Section Field.
Context {K : ordered_field}.
Open Scope field_scope.
Local Notation "0" := (@fzero K) : field_scope.
Local Notation "1" := (@fone K) : field_scope.
Add Field K_f : (K_field K) (morphism (of_Q_morph K), constants [f_cst], setoid (K_setoid K) (K_ext K)).

Lemma product_in (p q : Q) : (of_Q (p * q)%Q : K) == of_Q p * of_Q q.
Proof. apply (morph_mul (of_Q_morph K)). Qed.
Lemma opposite_in (p : Q) : (of_Q (- p)%Q : K) == - of_Q p.
Proof. apply (morph_opp (of_Q_morph K)). Qed.
Lemma difference_in (p q : Q) : (of_Q (qsub p q) : K) == of_Q p - of_Q q.
Proof. rewrite (of_Q_eq K _ _ (qsub_is p q)). apply (morph_sub (of_Q_morph K)). Qed.
Lemma one_in : (of_Q 1%Q : K) == 1.
Proof. apply (morph1 (of_Q_morph K)). Qed.
Lemma minus_one_in : (of_Q (-(1))%Q : K) == - (1).
Proof. rewrite opposite_in, one_in. reflexivity. Qed.

Definition signed (o : comparison) (a : K) : Prop :=
  match o with Lt => a < 0 | Eq => a == 0 | Gt => 0 < a end.
#[local] Instance signed_proper o : Proper (feq ==> iff) (signed o).
Proof. intros a b E. destruct o; cbn [signed]; rewrite E; reflexivity. Qed.
Lemma compare_in (p q : Q) : signed (p ?= q)%Q (of_Q p - of_Q q).
Proof.
  destruct (p ?= q)%Q eqn:E; cbn [signed].
  - apply Qeq_alt in E. rewrite (of_Q_eq K _ _ E). ring.
  - apply Qlt_alt, (of_Q_lt K) in E. fra.
  - apply Qgt_alt, (of_Q_lt K) in E. fra.
Qed.
Lemma signed_factor o (a b : K) : 0 < b -> signed o (a * b) -> signed o a.
Proof.
  intros B. destruct o; cbn [signed]; intros H.
  - destruct (lt_le_dec a 0) as [L|L]; [exfalso; pose proof (mult_positive (- a) b ltac:(fra) B); fra|].
    destruct (lt_le_dec 0 a) as [M|M]; [exfalso; pose proof (mult_positive a b M B); fra|fra].
  - apply lt_not_le. intros L. pose proof (mult_nonneg a b L (lt_le _ _ B)). fra.
  - apply lt_not_le. intros L. pose proof (mult_nonneg (- a) b ltac:(fra) (lt_le _ _ B)). fra.
Qed.

Section Root.
Variables (s : Q) (t : K).
Hypothesis positive : 0 < t.
Hypothesis root : t * t == of_Q s.

Lemma surd_sign_in (p q : Q) : signed (surd_sign s p q) (of_Q p + of_Q q * t).
Proof.
  pose proof (compare_in p 0) as P. pose proof (compare_in q 0) as Q. change (of_Q 0%Q : K) with (0 : K) in P, Q.
  pose proof (compare_in (p * p) (q * q * s)) as R. rewrite !product_in, <- root in R.
  pose proof (compare_in (q * q * s) (p * p)) as R'. rewrite !product_in, <- root in R'.
  unfold surd_sign. set (pk := @of_Q K p) in *. set (qk := @of_Q K q) in *.
  destruct (p ?= 0)%Q, (q ?= 0)%Q; cbn [signed] in P, Q.
  - cbn [signed]. assert (E : pk == 0) by fra. assert (F : qk == 0) by fra. rewrite E, F. ring.
  - cbn [signed]. pose proof (mult_positive (- qk) t ltac:(fra) positive). fra.
  - cbn [signed]. pose proof (mult_positive qk t ltac:(fra) positive). fra.
  - cbn [signed]. assert (F : qk == 0) by fra. rewrite F. fra.
  - cbn [signed]. pose proof (mult_positive (- qk) t ltac:(fra) positive). fra.
  - pose proof (mult_positive qk t ltac:(fra) positive).
    apply (signed_factor _ _ (qk * t - pk)); [fra|]. revert R'. destruct (q * q * s ?= p * p)%Q; cbn [signed];
      intros R'; fra.
  - cbn [signed]. assert (F : qk == 0) by fra. rewrite F. fra.
  - pose proof (mult_positive (- qk) t ltac:(fra) positive).
    apply (signed_factor _ _ (pk - qk * t)); [fra|]. revert R. destruct (p * p ?= q * q * s)%Q; cbn [signed];
      intros R; fra.
  - cbn [signed]. pose proof (mult_positive qk t ltac:(fra) positive). fra.
Qed.
End Root.

(** ** A column *)

Definition column_ok (tau c x : K) (f : bool) (e : comparison) (move : Q) : Prop :=
  fabs c <= tau /\ c * x == tau * fabs x /\ (f = true <-> ~ x == 0) /\
  (fabs c == tau -> of_Q move * c <= 0 /\ (~ x == 0 -> of_Q move == 0) /\
    (of_Q move == 0 -> stays e move = true)).

Lemma zero_of (q : Q) : (of_Q q : K) == 0 -> (q == 0)%Q.
Proof.
  intros E. destruct (Q_dec q 0) as [[L|L]|L]; [| |exact L]; apply (of_Q_lt K) in L; change (of_Q 0%Q : K) with (0 :
    K)
    in L; exfalso; fra.
Qed.

Lemma column_case tau c x f e (move : Q) : 0 < tau -> (f = false -> x == 0) ->
  (f = true -> 0 < x /\ c == tau \/ x < 0 /\ c == - tau) -> - tau <= c -> c <= tau ->
  match e with Gt => c == tau | Lt => c == - tau | Eq => - tau < c /\ c < tau end ->
  pushed_fits f e move = true -> column_ok tau c x f e move.
Proof.
  intros T F0 F1 L1 L2 E P. split; [apply abs_le_condition; fra|]. split; [|split].
  - destruct f.
    + destruct (F1 eq_refl) as [[X C]|[X C]]; rewrite C; destruct (abs_spec x) as [[Y A]|[Y A]]; rewrite A; try
      ring; fra.
    + rewrite (F0 eq_refl). pose proof (abs_spec (0 : K)) as A. assert (Z : fabs (0 : K) == 0) by fra. rewrite Z.
      ring.
  - destruct f; split; try discriminate; try reflexivity.
    + intros _ Z. destruct (F1 eq_refl) as [[X C]|[X C]]; fra.
    + intros N. exfalso. apply N, F0. reflexivity.
  - intros At. assert (Ends : c == tau \/ c == - tau) by (destruct (abs_spec c) as [[Y A]|[Y A]]; [left|right]; fra).
    assert (Ne : e <> Eq) by (intros ->; destruct E as [E1 E2], Ends; fra).
    assert (St : (of_Q move : K) == 0 -> stays e move = true).
    { intros Z. unfold stays. destruct e; [contradiction| |]; apply Qeq_bool_iff, zero_of, Z. }
    unfold pushed_fits in P. destruct f.
    + assert (Z : (of_Q move : K) == 0).
      { destruct e; [contradiction| |]; apply Qeq_bool_iff, (of_Q_eq K) in P; rewrite P; reflexivity. }
      rewrite Z. split; [fra|]. split; [reflexivity|intros _; apply St, Z].
    + split; [|split; [intros N; exfalso; apply N, F0; reflexivity|exact St]].
      destruct e; [contradiction| |]; apply Qle_bool_iff, (of_Q_le K) in P; change (of_Q 0%Q : K) with (0 : K) in P;
        rewrite E.
      * pose proof (mult_nonneg _ _ P (lt_le _ _ T)). fra.
      * pose proof (mult_nonneg (- of_Q move) tau ltac:(fra) (lt_le _ _ T)). fra.
Qed.

Lemma not_gt o a : negb (is_gt o) = true -> signed o a -> a <= 0.
Proof. destruct o; try discriminate; cbn [signed]; intros; fra. Qed.

Lemma with_root (s : Q) (t : K) (f : bool) (a b p q move : Q) : 0 < t -> t * t == of_Q s ->
  (f = false -> (a == 0)%Q /\ (b == 0)%Q) -> column_fits s (f, (a, b)) (p, q) = true ->
  pushed_fits f (edge s (p, q)) move = true ->
  column_ok t (of_Q p + of_Q q * t) (of_Q a + of_Q b * t) f (edge s (p, q)) move.
Proof.
  intros T R F0 H P. unfold column_fits in H. cbn [fst snd] in H. rewrite !andb_true_iff in H. destruct H as [[H1
    H2] H3].
  pose proof (surd_sign_in s t T R p (qsub q 1)) as S1. pose proof (surd_sign_in s t T R (- p) (qsub (- q) 1)) as S2.
  pose proof (surd_sign_in s t T R a b) as S0.
  pose proof (not_gt _ _ H2 S1) as B1. pose proof (not_gt _ _ H3 S2) as B2.
  rewrite difference_in, one_in in S1, B1. rewrite difference_in, !opposite_in, one_in in S2, B2.
  apply column_case; [exact T| | |fra|fra| |exact P].
  - intros E. destruct (F0 E) as [Ea Eb]. apply (of_Q_eq K) in Ea, Eb. change (of_Q 0%Q : K) with (0 : K) in Ea, Eb.
    rewrite Ea, Eb. ring.
  - intros ->. cbn [negb orb] in H1. destruct (surd_sign s a b); [discriminate| |]; apply andb_true_iff in H1;
      destruct H1 as [P1 Q1]; apply Qeq_bool_iff, (of_Q_eq K) in P1; apply Qeq_bool_iff, (of_Q_eq K) in Q1;
      change (of_Q 0%Q : K) with (0 : K) in P1; cbn [signed] in S0.
    + rewrite minus_one_in in Q1. right. split; [exact S0|]. rewrite P1, Q1. ring.
    + rewrite one_in in Q1. left. split; [exact S0|]. rewrite P1, Q1. ring.
  - unfold edge. cbn [fst snd]. destruct (surd_sign s p (qsub q 1)); cbn [is_eq signed] in *; try discriminate;
    [fra|].
    destruct (surd_sign s (- p) (qsub (- q) 1)); cbn [is_eq signed] in *; try discriminate; [fra|]. split; fra.
Qed.

Lemma without_root (s : Q) (f : bool) (a p q move : Q) : (s == 0)%Q -> (f = false -> (a == 0)%Q) ->
  column_fits s (f, (a, 0%Q)) (p, q) = true -> pushed_fits f (edge s (p, q)) move = true ->
  (p == 0)%Q /\ column_ok 1 (of_Q q) (of_Q a) f (edge s (p, q)) move.
Proof.
  intros Z F0 H P. unfold column_fits, edge in *. cbn [fst snd] in *. rewrite !andb_true_iff in H. destruct H as
    [[H1 H2] H3].
  rewrite !(surd_sign_zero _ _ _ Z) in *.
  assert (E : (p == 0)%Q).
  { destruct (p ?= 0)%Q eqn:C; [apply Qeq_alt, C|exfalso|discriminate H2]. apply Qlt_alt in C.
    assert (D : (- p ?= 0)%Q = Gt) by (apply Qgt_alt; apply (Qopp_lt_compat p 0) in C; exact C). rewrite D in H3.
    discriminate H3. }
  split; [exact E|]. assert (E' : (- p == 0)%Q) by (rewrite E; reflexivity). apply Qeq_alt in E, E'. rewrite E, E'
    in *.
  pose proof (compare_in (qsub q 1) 0) as S1. pose proof (compare_in (qsub (- q) 1) 0) as S2.
  pose proof (compare_in a 0) as S0. change (of_Q 0%Q : K) with (0 : K) in S0, S1, S2.
  pose proof (not_gt _ _ H2 S1) as B1. pose proof (not_gt _ _ H3 S2) as B2.
  rewrite difference_in, one_in in S1, B1. rewrite difference_in, opposite_in, one_in in S2, B2.
  apply column_case; [pose proof (of_Q_lt K 0 1 ltac:(reflexivity)) as O; rewrite one_in in O; exact O| | |fra|fra|
    |exact P].
  - intros F. apply F0, (of_Q_eq K) in F. exact F.
  - intros ->. cbn [negb orb] in H1. destruct (a ?= 0)%Q; cbn [signed] in S0.
    + change (0 ?= 0)%Q with Eq in H1. discriminate.
    + apply andb_true_iff in H1. destruct H1 as [_ Q1]. apply Qeq_bool_iff, (of_Q_eq K) in Q1. rewrite minus_one_in
      in Q1.
      right. split; [fra|exact Q1].
    + apply andb_true_iff in H1. destruct H1 as [_ Q1]. apply Qeq_bool_iff, (of_Q_eq K) in Q1. rewrite one_in in Q1.
      left. split; [fra|exact Q1].
  - destruct (qsub q 1 ?= 0)%Q; cbn [is_eq signed] in *; try discriminate; [fra|].
    destruct (qsub (- q) 1 ?= 0)%Q; cbn [is_eq signed] in *; try discriminate; [fra|]. split; fra.
Qed.
End Field.
