(** * T3: two answers

    Two data, each certified by T1 (or T2) with radii 0, with different signs (or with different bases, or bounds off
    them). Whoever is told the same of both names the answer of both with probabilities whose sum is at most 1: with 1/2
    on one of them at most.

    Idea.  Each has one minimiser, so one answer; no answer is right for both ([coupling], with one oracle). *)

From Coq Require Import ZArith QArith Lia PeanoNat List.
From Barriers Require Import Algorithms OrderedFields LinearSystems Regressions TrustRegression Programs TrustProgram.
Import ListNotations.
Open Scope field_scope.

Lemma exclusive {M} (o : oracle) (G H : M -> Prop) m m' t p q :
  (forall x, G x -> H x -> False) -> attains o G m t p -> attains o H m' t q -> (p + q <= 1)%Q.
Proof. intros E A B. apply (coupling o o G H m m' t p q A); [intros k l _; reflexivity | exact E | exact B]. Qed.

Section Answers.
Context {K : ordered_field}.
Add Field K_f : (K_field K) (morphism (of_Q_morph K), constants [f_cst], setoid (K_setoid K) (K_ext K)).

(** ** Regressions *)

Definition signum (t : K) : Z := if lt_le_dec 0 t then 1%Z else if lt_le_dec t 0 then (-1)%Z else 0%Z.

Lemma signum_positive t : 0 < t -> signum t = 1%Z.
Proof. intros P. unfold signum. destruct (lt_le_dec 0 t); [reflexivity | exfalso; fra]. Qed.
Lemma signum_negative t : t < 0 -> signum t = (-1)%Z.
Proof. intros P. unfold signum. destruct (lt_le_dec 0 t); [exfalso; fra |].
destruct (lt_le_dec t 0); [reflexivity | exfalso; fra]. Qed.
Lemma signum_zero t : t == 0 -> signum t = 0%Z.
Proof. intros P. unfold signum. destruct (lt_le_dec 0 t); [exfalso; fra |].
destruct (lt_le_dec t 0); [exfalso; fra | reflexivity]. Qed.

Section Regressions.
Variables (m n : nat) (weight ridge : nat -> K).
Hypothesis weight_nonneg : forall a, (a < m)%nat -> 0 <= weight a.
Hypothesis ridge_nonneg : forall j, (j < n)%nat -> 0 <= ridge j.

(** The signs of a minimiser in the columns with a threshold > 0. *)
Definition names_signs (A : nat -> nat -> K) (y lambda : nat -> K) (sigma : nat -> Z) : Prop :=
  exists x, minimises m n weight ridge A y lambda x /\ forall j, (j < n)%nat -> 0 < lambda j -> sigma j = signum (x j).

(** T1 with radii 0. *)
Definition certified_regression (A : nat -> nat -> K) (y lambda : nat -> K) (S : list nat) (s : nat -> K) : Prop :=
  (forall j, (j < n)%nat -> 0 <= lambda j) /\ exists x w M N,
  T1_1 n lambda (fun _ => 0) S s w /\ T1_2 m weight ridge A y lambda (fun _ => 0) 0 (fun _ => 0) S s x w M /\
  T1_3 S s x w /\ T1_4 m n weight ridge A y lambda (fun _ => 0) 0 (fun _ => 0) S s x w N.

Definition stated_sign (S : list nat) (s : nat -> K) (j : nat) : Z :=
  if in_dec Nat.eq_dec j S then signum (s j) else 0%Z.

Lemma certified_signs A y lambda S s x j : certified_regression A y lambda S s ->
  minimises m n weight ridge A y lambda x ->
  (j < n)%nat -> 0 < lambda j -> signum (x j) = stated_sign S s j.
Proof.
  intros (Pos & x0 & w & M & N & H1 & H2 & H3 & H4) Min Hj Lj.
  assert (Zero : forall t : K, fabs (t - t) <= 0) by (intros t; pose proof (abs_spec (t - t)); fra).
  destruct (T1_regression m n weight ridge weight_nonneg ridge_nonneg A y lambda (fun _ => 0) 0
    (fun _ => 0) S s x0 w M N
    H1 H2 H3 H4 A y lambda) as (z & (_ & One) & Off & _ & Sign & _).
  { split; [| split]; intros; [apply Zero | apply Zero | split; [apply Zero | apply Pos; assumption]]. }
  pose proof (One x Min j Hj) as E. unfold stated_sign. destruct (in_dec Nat.eq_dec j S) as [H | H].
  - destruct H1 as (_ & _ & Sg). destruct (Sg j H) as [E1 | [E1 | (_ & Z & _)]]; [| | exfalso; fra].
    + assert (P : 0 < s j * z j) by (apply Sign; [exact H | fra]). rewrite E1 in P.
      rewrite !signum_positive by fra. reflexivity.
    + assert (P : 0 < s j * z j) by (apply Sign; [exact H | fra]). rewrite E1 in P.
      rewrite !signum_negative by fra. reflexivity.
  - apply signum_zero. rewrite E. apply Off; assumption.
Qed.

Theorem T3_regression A1 y1 l1 S1 s1 A2 y2 l2 S2 s2 j :
  certified_regression A1 y1 l1 S1 s1 -> certified_regression A2 y2 l2 S2 s2 ->
  (j < n)%nat -> 0 < l1 j -> 0 < l2 j -> stated_sign S1 s1 j <> stated_sign S2 s2 j ->
  forall o t k1 k2 p q, attains o (names_signs A1 y1 l1) k1 t p -> attains o (names_signs A2 y2 l2) k2 t q ->
    (p + q <= 1)%Q.
Proof.
  intros C1 C2 Hj L1 L2 D o t k1 k2 p q. apply exclusive. intros sigma (x & X & E1) (z & Z & E2). apply D.
  rewrite <- (certified_signs A1 y1 l1 S1 s1 x j C1 X Hj L1), <- (certified_signs A2 y2 l2 S2 s2 z j C2 Z Hj L2).
  rewrite <- (E1 j Hj L1), <- (E2 j Hj L2). reflexivity.
Qed.
End Regressions.

(** ** Linear programs *)

Section Programs.
Variables (m n : nat) (lower upper : nat -> option K).

(** For each column: whether a minimiser is at the lower bound, and whether at the upper one. *)
Definition names_bounds (A : nat -> nat -> K) (b c : nat -> K) (at_bounds : nat -> bool * bool) : Prop :=
  exists x, optimal m n lower upper A b c x /\ forall j, (j < n)%nat ->
    (fst (at_bounds j) = true <-> equals (lower j) (x j)) /\ (snd (at_bounds j) = true <-> equals (upper j) (x j)).

(** T2 with radii 0. *)
Definition certified_program (A : nat -> nat -> K) (b c : nat -> K) (B : list nat) (where_is : nat -> place) : Prop :=
  exists x u w v M, T2_1 m n lower upper B where_is x w v /\
  T2_2 m n A b (fun _ _ => 0) (fun _ => 0) B x w M /\ T2_3 lower upper B x w /\
  T2_4 m A c (fun _ _ => 0) (fun _ => 0) B u v M /\ T2_5 m n A c (fun _ _ => 0) (fun _ => 0) B where_is u v M.

(** What a certificate says of a column whose bounds are not equal: between its bounds, or at one of them. *)
Definition stated_bounds (B : list nat) (where_is : nat -> place) (j : nat) : bool * bool :=
  if in_dec Nat.eq_dec j B then (false, false)
  else match where_is j with AtLower => (true, false) | AtUpper => (false, true) | Fixed => (true, true) end.

Lemma certified_bounds A b c B where_is x j : certified_program A b c B where_is -> optimal m n lower upper A b c x ->
  (j < n)%nat -> (forall t, equals (lower j) t -> equals (upper j) t -> False) ->
  (fst (stated_bounds B where_is j) = true <-> equals (lower j) (x j)) /\
  (snd (stated_bounds B where_is j) = true <-> equals (upper j) (x j)).
Proof.
  intros (x0 & u & w & v & M & H1 & H2 & H3 & H4 & H5) Opt Hj Ne.
  assert (Zero : forall t : K, fabs (t - t) <= 0) by (intros t; pose proof (abs_spec (t - t)); fra).
  destruct (T2_program m n lower upper A b c (fun _ _ => 0) (fun _ => 0) (fun _ => 0) B where_is x0 u w v M
    H1 H2 H3 H4 H5 A b c) as (_ & z & u' & (_ & One) & Off & On & _).
  { split; [| split]; intros; apply Zero. }
  pose proof (One x Opt j Hj) as E. unfold stated_bounds. destruct (in_dec Nat.eq_dec j B) as [H | H]; simpl.
  - destruct (On j H) as (_ & L & U). unfold above, under, equals in *.
    split; split; try discriminate; intros Q; [destruct (lower j) | destruct (upper j)]; try contradiction; exfalso;
      fra.
  - pose proof (Off j Hj H) as F. destruct H1 as (_ & _ & _ & _ & P). specialize (P j Hj H).
    assert (Same : forall bound, equals bound (x0 j) -> equals bound (x j)) by (intros [t |] T; simpl in *;
      [fra | exact T]).
    destruct (where_is j), P as [P1 P2]; simpl; split; split; intros Q; try discriminate; try reflexivity;
      try (apply Same; assumption); exfalso; apply (Ne (x j)); auto.
Qed.

Theorem T3_program A1 b1 c1 B1 where1 A2 b2 c2 B2 where2 j :
  certified_program A1 b1 c1 B1 where1 -> certified_program A2 b2 c2 B2 where2 ->
  (j < n)%nat -> (forall t, equals (lower j) t -> equals (upper j) t -> False) ->
  stated_bounds B1 where1 j <> stated_bounds B2 where2 j ->
  forall o t k1 k2 p q, attains o (names_bounds A1 b1 c1) k1 t p -> attains o (names_bounds A2 b2 c2) k2 t q ->
    (p + q <= 1)%Q.
Proof.
  intros C1 C2 Hj Ne D o t k1 k2 p q. apply exclusive. intros f (x & X & E1) (z & Z & E2). apply D.
  pose proof (certified_bounds A1 b1 c1 B1 where1 x j C1 X Hj Ne) as [F1 F2].
  pose proof (certified_bounds A2 b2 c2 B2 where2 z j C2 Z Hj Ne) as [G1 G2].
  destruct (E1 j Hj) as [X1 X2]. destruct (E2 j Hj) as [Z1 Z2].
  destruct (stated_bounds B1 where1 j) as [p1 p2], (stated_bounds B2 where2 j) as [q1 q2], (f j) as [f1 f2]. simpl in *.
  f_equal; apply Bool.eq_true_iff_eq; tauto.
Qed.
End Programs.
End Answers.
