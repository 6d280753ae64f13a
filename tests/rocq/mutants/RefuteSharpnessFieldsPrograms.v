(** * Mutants of the sharpness for C1 and D over fields

    The field is Q.  C1: P3 with lambda = 1/2, one row, the entry 1, so that the solutions are (1, 0), (0,
      1) and what is
    between.  D: one row, the entry 1 and y_1 = 1.  Accuracy 0; the answers are the nearest dyadics. *)

From Coq Require Import QArith Qabs List Lqa Lia PeanoNat.
From Barriers Require Import OrderedFields Archimedean Algorithms Computation Sharpness GeneralFields.
From Barriers Require Import Sums Optimisation Distances Entries Digits OptimisationFields SharpnessFields
  VacuityFields.
From Barriers Require LinearPrograms.
From Mutants Require Import Verdicts RefuteFields RefuteSharpnessFields RefuteOptimisationFields.
From Mutants Require AnyEntries.
Import ListNotations.
Open Scope Q_scope.

(** ** What is reached at most *)

Lemma vain {M} o (G : M -> Prop) k1 k2 s1 s2 l n p : (forall l, o k1 l = o k2 l) ->
  attains o G n (reader k1 k2 s1 s2 l) p -> p <= 0.
Proof.
  intros E B.
  assert (N : forall t p, attains o G n t p -> (exists l, t = reader k1 k2 s1 s2 l \/
    t = Read k2 l (fun v => if Qlt_le_dec (2 * power (1 # 2) l) (o k1 l - v) then Output s1
          else if Qlt_le_dec (2 * power (1 # 2) l) (v - o k1 l) then Output s2
          else reader k1 k2 s1 s2 (S l))) -> p <= 0).
  { clear B p l. intros t p B. induction B as [| | | k n' next p L B IH]; intros (l & [Y | Y]);
      try (rewrite (exposed_same (reader k1 k2 s1 s2 l)) in Y; cbn in Y); try discriminate; try assumption.
    - injection Y as -> -> ->. apply IH. exists l. right. reflexivity.
    - injection Y as -> -> ->. apply IH. exists (S l). left. rewrite <- (E l). clear B IH. cbv beta.
      assert (P : 0 < power (1 # 2) l) by (apply power_positive; lra).
      destruct (Qlt_le_dec _ _); [lra | reflexivity]. }
  apply (N _ _ B). exists l. left. reflexivity.
Qed.
(** Where one evaluation is larger, the reader says which, and nothing else. *)
Lemma asked_wrong {M} (f : nat -> KQ) o (G : M -> Prop) k1 k2 s1 s2 n p : answers_about f o -> f k2 < f k1 -> ~ G s1 ->
  attains o G n (reader k1 k2 s1 s2 0) p -> p <= 0.
Proof.
  intros A L N B.
  destruct (fields_reader_right f o (eq s1) k1 k2 s1 s2 A (or_introl (conj L eq_refl))) as [n' R].
  assert (1 + p <= 1); [| lra]. apply (coupling o o (eq s1) G n' n (reader k1 k2 s1 s2 0) _ _ R (fun _ _ _ =>
    eq_refl)); [| exact B].
  intros x <- X. exact (N X).
Qed.
Definition at_most_of {M} o (G : M -> Prop) t (c : bool) : Prop := forall n p, attains o G n t p ->
  p <= if c then 1 else 0.
Lemma two_thirds_bound {M} o (G : M -> Prop) s1 s2 t q a b c : bound (G s1) a -> bound (G s2) b -> at_most_of o G t c ->
  probability_at_least o G q (two_thirds s1 s2 t) ->
  q <= (1 # 4) * ((if a then 1 else 0) + (if b then 1 else 0) + (if c then 1 else 0) + 1).
Proof.
  intros A B C H. apply Qnot_lt_le. intros L.
  destruct (H ((1 # 2) * (q - (1 # 4) * ((if a then 1 else 0) + (if b then 1 else 0) + (if c then 1 else 0) + 1)))) as
    [n X]; [lra |].
  rewrite (exposed_same (two_thirds s1 s2 t)) in X. cbn [exposed two_thirds] in X.
  apply attains_flip_inv in X as (x & y & X & Y & S). apply attains_flip_inv in X as (x1 & x2 & X1 & X2 & S1).
  apply attains_flip_inv in Y as (y1 & y2 & Y1 & Y2 & S2). apply C in Y1. apply attains_le_one in Y2.
  pose proof (attains_le_one _ _ _ _ _ X1) as U1. pose proof (attains_le_one _ _ _ _ _ X2) as U2.
  apply attains_output_inv in X1. apply attains_output_inv in X2. unfold bound in *.
  assert (x1 <= if a then 1 else 0) by (destruct a; [exact U1 | destruct X1 as [X1 | X1]; [exact X1 | apply A in X1;
    discriminate]]).
  assert (x2 <= if b then 1 else 0) by (destruct b; [exact U2 | destruct X2 as [X2 | X2]; [exact X2 | apply B in X2;
    discriminate]]).
  lra.
Qed.
Lemma at_most_one {M} o (G : M -> Prop) t : at_most_of o G t true.
Proof. intros n p. apply attains_le_one. Qed.

Lemma not_of_bound (A : Prop) : bound A false -> ~ A.
Proof. intros H X. specialize (H X). discriminate. Qed.

(** ** What is not near to any solution *)

Lemma coordinate_apart N j (rho delta : Q) (S : (nat -> Q) -> Prop) x : (j < N)%nat -> 0 <= rho -> rho < delta ->
  (forall s, S s -> delta <= Qabs (x j - s j)) -> ~ within_of (euclidean_over (K := KQ) N) rho S x.
Proof.
  intros J R L A H. destruct (H ((1 # 2) * (delta - rho))) as (s & Ss & _ & B);
    [change (0 < (1 # 2) * (delta - rho)); lra |].
  specialize (A s Ss). set (r := rho + (1 # 2) * (delta - rho)) in *.
  change (power_sum (K := FQ) 2 N x s <= r * (r * 1)) in B.
  assert (T : forall n, (j < n)%nat -> (x j - s j) * (x j - s j) <= power_sum (K := FQ) 2 n x s).
  { assert (P : forall n, 0 <= power_sum (K := FQ) 2 n x s).
    { induction n as [| n IH]; [discriminate |].
      assert (Z : 0 <= fpower (K := FQ) (fabs (K := FQ) (x n - s n)) 2) by exact (power_abs_nonneg (K :=
        FQ) 2 (x n - s n)).
      change (0 <= power_sum (K := FQ) 2 n x s + fpower (K := FQ) (fabs (K := FQ) (x n - s n)) 2). lra. }
    induction n as [| n IH]; intros Hn; [lia |].
    assert (Z : 0 <= fpower (K := FQ) (fabs (K := FQ) (x n - s n)) 2) by exact (power_abs_nonneg (K :=
      FQ) 2 (x n - s n)).
    change ((x j - s j) * (x j - s j) <= power_sum (K := FQ) 2 n x s + fpower (K := FQ) (fabs (K := FQ) (x n - s n)) 2).
    destruct (Nat.eq_dec j n) as [<- | Ne]; [| specialize (IH ltac:(lia)); lra].
    assert (E : fpower (K := FQ) (fabs (K := FQ) (x j - s j)) 2 == (x j - s j) * (x j - s j)) by exact (power_two (K
      := FQ) (x j - s j)).
    specialize (P j). lra. }
  specialize (T N J). assert (D : delta * delta <= (x j - s j) * (x j - s j)).
  { destruct (Qlt_le_dec (x j - s j) 0); [rewrite Qabs_neg in A by lra | rewrite Qabs_pos in A by lra]; nra. }
  assert (r < delta) by (unfold r; lra). assert (0 <= r) by (unfold r; lra). nra.
Qed.
Lemma nowhere_below N (rho : Q) (S : (nat -> Q) -> Prop) x : rho < 0 -> ~ within_of (euclidean_over (K :=
  KQ) N) rho S x.
Proof.
  intros R H. destruct (H ((1 # 2) * - rho)) as (s & _ & B & _); [change (0 < (1 # 2) * - rho); lra |].
  change (0 <= rho + (1 # 2) * - rho) in B. lra.
Qed.

(** ** C1 *)

Definition nearest_answers (f : fork -> nat -> KQ) (iota : fork) : oracle := fun k l => rounded (K := KQ) (f iota k) l.
Lemma nearest_answers_about f iota : answers_about (f iota) (nearest_answers f iota).
Proof. exact (rounded_answers (K := KQ) (f iota)). Qed.
Definition limit_alone (f : fork -> nat -> KQ) (iota : fork) : oracle :=
  match iota with Limit => nearest_answers f Limit | _ => fun _ _ => 0 end.

Lemma only_first (c : Q) (x : nat -> Q) : equal (K := FQ) 2 x (pair (K := FQ) c 0) -> x 0%nat == c /\ x 1%nat == 0.
Proof. intros E. split; [exact (E 0%nat ltac:(lia)) | exact (E 1%nat ltac:(lia))]. Qed.
Lemma only_second (c : Q) (x : nat -> Q) : equal (K := FQ) 2 x (pair (K := FQ) 0 c) -> x 0%nat == 0 /\ x 1%nat == c.
Proof. intros E. split; [exact (E 0%nat ltac:(lia)) | exact (E 1%nat ltac:(lia))]. Qed.
Lemma one_solved (s : nat -> Q) : inverse_solutions (K := FQ) p3 0 0 all_ones zeros 1 (Member One 1) s ->
  s 0%nat == 1 /\ s 1%nat == 0.
Proof.
  intros H. apply (only_first 1). refine (proj1 (solutions_one (K :=
    FQ) p3 0 0 all_ones zeros 1 1 _ _ _ 1 s (le_n 1)) H);
    [split; reflexivity | entrywise | rational].
Qed.
Lemma two_solved (s : nat -> Q) : inverse_solutions (K := FQ) p3 0 0 all_ones zeros 1 (Member Two 1) s ->
  s 0%nat == 0 /\ s 1%nat == 1.
Proof.
  intros H. apply (only_second 1). refine (proj1 (solutions_two (K :=
    FQ) p3 0 0 all_ones zeros 1 1 _ _ _ 1 s (le_n 1)) H);
    [split; reflexivity | entrywise | rational].
Qed.
(** With the third entry 10 the first two columns are not used. *)
Lemma third_alone (s : nat -> Q) : inverse_solutions (K := FQ) p3 0 1 all_ones (column 10) 1 (Member One 1) s ->
  s 0%nat == 0 /\ s 1%nat == 0.
Proof.
  intros H. assert (T : inverse_solutions (K := FQ) p3 0 1 all_ones (column 10) 1 (Member One 1) (at3 (1 / 10))) by
    (apply third_solves; rational || apply le_n).
  assert (R : forall j, (j < 3)%nat -> 0 <= inverse_matrix (K := FQ) 0 all_ones (column 10)
    (first_entry (K := FQ) 1 (Member One 1)) (second_entry (K := FQ) 1 (Member One 1)) O j <= 10).
  { intros [| [| [| j]]] Hj; [split; rational.. | lia]. }
  assert (X : solution (K := FQ) 3 (inverse_matrix (K := FQ) 0 all_ones (column 10)
    (first_entry (K := FQ) 1 (Member One 1)) (second_entry (K := FQ) 1 (Member One 1))) 10 p3 (at3 (1 / 10))).
  { split; [| vm_compute; reflexivity]. intros [| [| [| j]]] Hj; [split; [rational | intros _; reflexivity].. | | lia].
    split; [rational |]. intros B. vm_compute in B. discriminate B. }
  assert (Ad : admitted (K := FQ) p3 10) by (split; rational).
  pose proof (proj1 (minimiser_solution (K := FQ) 0 3 _ 10 p3 R ltac:(intros; lia) Ad (at3 (1 / 10)) X s) H) as [Pk _].
  split; [exact (proj2 (Pk 0%nat ltac:(lia)) ltac:(rational)) | exact (proj2 (Pk 1%nat ltac:(lia)) ltac:(rational))].
Qed.
(** A solution of P3 is no longer than any value of the objective allows. *)
Lemma short (lambda top : Q) iota (x' : nat -> Q) (v : Q) (s : nat -> Q) : 0 < lambda ->
  objective (K := FQ) (P3 lambda) 1 2 (inverse_matrix (K := FQ) 0 all_ones zeros (first_entry (K :=
    FQ) top iota) (second_entry (K := FQ) top iota)) e1 x' v ->
  inverse_solutions (K := FQ) (P3 lambda) 0 0 all_ones zeros top iota s ->
    lambda * Qabs (s 0%nat) <= v /\ lambda * Qabs (s 1%nat) <= v.
Proof.
  intros L O [_ Min]. destruct (Min x' v O) as (t & T & _ & V). change (0 <= t) in T.
  change (lambda * (0 + fabs (K := FQ) (s 0%nat) + fabs (K := FQ) (s 1%nat)) + t <= v) in V.
  assert (F : lambda * (0 + fabs (K := FQ) (s 0%nat) + fabs (K :=
    FQ) (s 1%nat)) == lambda * Qabs (s 0%nat) + lambda * Qabs (s 1%nat)).
  { rewrite (abs_rational (s 0%nat)), (abs_rational (s 1%nat)). ring. }
  pose proof (Qabs_nonneg (s 0%nat)). pose proof (Qabs_nonneg (s 1%nat)). rewrite F in V. split; nra.
Qed.
Lemma large_lambda (s : nat -> Q) : inverse_solutions (K := FQ) (P3 1000) 0 0 all_ones zeros 1 (Member One 1) s ->
  Qabs (s 0%nat) <= 1 # 1000 /\ Qabs (s 1%nat) <= 1 # 1000.
Proof.
  intros H. destruct (short 1000 1 (Member One 1) origin 1 s eq_refl) as [A B]; [| exact H | split; lra].
  exists 1. split; [rational |]. split; rational.
Qed.
Lemma negative_entry (s : nat -> Q) : inverse_solutions (K := FQ) (P3 (1 # 8)) 0 0 all_ones zeros (1 # 4) (Member One
  0) s -> Qabs (s 0%nat) <= 4 # 3 /\ Qabs (s 1%nat) <= 4 # 3.
Proof.
  intros H. destruct (short (1 # 8) (1 # 4) (Member One 0) (pair (K := FQ) 0 (-4 # 3)) (1 # 6) s eq_refl) as [A B];
    [| exact H | split; lra].
  exists 0. split; [rational |]. split; rational.
Qed.

(** [fact_ s] says where coordinate [j] of a solution is, and that is [delta] or more from where it should be. *)
Ltac as_number := match goal with |- _ <= Qabs (?a - _) => let v := eval vm_compute in a in change a with v end.
Ltac wrong fact_ j delta :=
  apply bound_no; refine (coordinate_apart _ j 0 delta _ _ _ _ _ _); [lia | discriminate | reflexivity |];
  let s := fresh "s" in let h := fresh in let a := fresh in let b := fresh in
  intros s h; destruct (fact_ s h) as [a b]; try apply Qabs_Qle_condition in a; try apply Qabs_Qle_condition in b;
  as_number; apply Qabs_case; intros; lra.
Ltac below_zero := apply bound_no; refine (nowhere_below _ _ _ _ _); reflexivity.
Ltac small_bound q := vm_compute in q; apply q; reflexivity.
Ltac coin_wrong q tac1 tac2 := eapply coin_bound in q; [ | tac1 () | tac2 ()]; small_bound q.
Ltac thirds_wrong q a b c tac1 tac2 tac3 :=
  eapply (two_thirds_bound _ _ _ _ _ _ a b c) in q; [small_bound q | tac1 () | tac2 () | tac3 ()].
Ltac right_ _ := apply bound_yes.
Ltac always_right _ := apply at_most_one.
Ltac in_vain _ := let n := fresh in let p := fresh in let h := fresh in intros n p h;
  refine (vain _ _ _ _ _ _ _ _ _ _ h); intros; reflexivity.
Ltac sharp_met :=
  lazymatch goal with
  | |- flt _ _ => rational
  | |- fleq _ _ => rational
  | |- admitted _ _ => split; rational
  | |- forall j : nat, _ /\ _ => entrywise
  | |- exists j : nat, _ => exists O; split; rational
  | |- forall iota, _ -> answers_about _ _ => let i := fresh in let h := fresh in intros i h;
    apply nearest_answers_about
  | |- exists iota, _ -> answers_about _ _ => exists Limit; intros _;
    first [apply nearest_answers_about | exact (nearest_answers_about _ Limit)]
  end.
Ltac refute_SharpnessFields_C1_fields_sharp m :=
  let q1 := fresh "q" in let q2 := fresh "q" in
  let at_ p N g top first rho info := (specialize (m KQ O N top first p all_ones g (info (inverse_evaluation (K :=
    FQ) 0 N all_ones g top)) rho);
    met_by ltac:(fun _ => solve [sharp_met]) m; cbv zeta in m; destruct m as [_ m]) in
  let input iota := (specialize (m iota); try specialize (m (le_n _)); destruct m as [q1 q2]) in
  let w0 _ := (wrong one_solved 0%nat (1 # 2)) in let w1 _ := (wrong one_solved 1%nat (1 # 2)) in
  let v0 _ := (wrong two_solved 0%nat (1 # 2)) in let v1 _ := (wrong two_solved 1%nat (1 # 2)) in
  let one := constr:(Member One 1) in let two := constr:(Member Two 1) in
  first
    [ at_ p3 O zeros 1 1%nat 0 nearest_answers;
      first
        [ input one;
          first
            [ coin_wrong q1 w1 w0 | coin_wrong q1 right_ w0
            | thirds_wrong q2 true false true right_ w0 always_right | thirds_wrong q2 true false false right_ w0
              in_vain ]
        | input two;
          first
            [ coin_wrong q1 v0 v0
            | thirds_wrong q2 false true false v0 right_ ltac:(fun _ => let n := fresh in let p :=
              fresh in let h := fresh in intros n p h;
                refine (asked_wrong (inverse_evaluation (K := FQ) 0 0 all_ones zeros 1 (Member Two 1)) _ _ _ _ _ _ _ _
                  (nearest_answers_about _ _) _ _ h);
                [reflexivity | apply not_of_bound; v0 ()]) ] ]
    | at_ p3 1%nat (column 10) 1 1%nat 0 nearest_answers; input one;
      coin_wrong q1 ltac:(fun _ => wrong third_alone 0%nat (1 # 2)) ltac:(fun _ => wrong third_alone 1%nat (1 # 2))
    | at_ p3 O zeros 1 1%nat 0 limit_alone; input one; thirds_wrong q2 true false false right_ w0 in_vain
    | at_ (P3 1000 : program_over FQ) O zeros 1 1%nat 0 nearest_answers; input one;
      coin_wrong q1 ltac:(fun _ => wrong large_lambda 0%nat (1 # 2)) ltac:(fun _ => wrong large_lambda 1%nat (1 # 2))
    | at_ p3 O zeros 1 1%nat (-1 # 1) nearest_answers; input one;
      coin_wrong q1 ltac:(fun _ => below_zero) ltac:(fun _ => below_zero)
    | let negative first := (at_ (P3 (1 # 8) : program_over FQ) O zeros (1 # 4) first 0 nearest_answers;
      input (Member One 0);
        coin_wrong q1 ltac:(fun _ => wrong negative_entry 0%nat (1 # 2)) ltac:(fun _ => wrong negative_entry 1%nat (1
          # 2))) in
      first [negative O | negative 1%nat] ].

(** ** D, in l^inf *)

Notation sup3 := (linf_over (K := KQ) 3).
Lemma sup_exact (S : (nat -> Q) -> Prop) x : S x -> within_of sup3 (0 : KQ) S x.
Proof.
  intros H e E. change (0 < e) in E. exists x. split; [exact H |]. split; [change (0 <= 0 + e); lra |].
  intros j _. change (fabs (K := FQ) (x j - x j) <= 0 + e).
  pose proof (abs_rational (x j - x j)) as C. change (fabs (K := FQ) (x j - x j) == Qabs (x j - x j)) in C. rewrite C.
  assert (Z : x j - x j == 0) by ring. rewrite Z. change (Qabs 0) with 0. lra.
Qed.
Lemma sup_apart j (delta : Q) (S : (nat -> Q) -> Prop) (x : nat -> Q) : (j < 3)%nat -> 0 < delta ->
  (forall s, S s -> delta <= Qabs (x j - s j)) -> ~ within_of sup3 (0 : KQ) S x.
Proof.
  intros J L A H. destruct (H ((1 # 2) * delta)) as (s & Ss & _ & B); [change (0 < (1 # 2) * delta); lra |].
  specialize (A s Ss). specialize (B j J). change (fabs (K := FQ) (x j - s j) <= 0 + (1 # 2) * delta) in B.
  pose proof (abs_rational (x j - s j)) as C. change (fabs (K := FQ) (x j - s j) == Qabs (x j - s j)) in C.
    rewrite C in B. lra.
Qed.
Lemma sup_below (rho : Q) (S : (nat -> Q) -> Prop) x : rho < 0 -> ~ within_of sup3 rho S x.
Proof.
  intros R H. destruct (H ((1 # 2) * - rho)) as (s & _ & B & _); [change (0 < (1 # 2) * - rho); lra |].
  change (0 <= rho + (1 # 2) * - rho) in B. lra.
Qed.
Definition program_f := LinearPrograms.linear_evaluation (K := FQ) 0 0 1.
Lemma program_one (s : nat -> Q) : LinearPrograms.linear_solutions (K := FQ) 0 0 1 1 (Member One 1) s ->
  s 0%nat == 1 /\ s 1%nat == 0.
Proof.
  intros H. assert (E : equal (K := FQ) 3 s (pair (K := FQ) (fdiv (K := FQ) 1 1) 0)).
  { refine (proj1 (LinearPrograms.linear_one (K := FQ) 0 0 1 1 1 _ _ _ 1 s (le_n 1)) H); rational. }
  split; [rewrite (E 0%nat ltac:(lia)) | rewrite (E 1%nat ltac:(lia))]; reflexivity.
Qed.
Lemma program_two (s : nat -> Q) : LinearPrograms.linear_solutions (K := FQ) 0 0 1 1 (Member Two 1) s ->
  s 0%nat == 0 /\ s 1%nat == 1.
Proof.
  intros H. assert (E : equal (K := FQ) 3 s (pair (K := FQ) 0 (fdiv (K := FQ) 1 1))).
  { refine (proj1 (LinearPrograms.linear_two (K := FQ) 0 0 1 1 1 _ _ _ 1 s (le_n 1)) H); rational. }
  split; [rewrite (E 0%nat ltac:(lia)) | rewrite (E 1%nat ltac:(lia))]; reflexivity.
Qed.
(** Solutions are >= 0, whatever y_1; and at index 0 the second entry is 0. *)
Lemma program_nonneg iota (s : nat -> Q) : LinearPrograms.linear_solutions (K := FQ) 0 0 1 (-1 # 1) iota s ->
  0 <= s 0%nat /\ 0 <= s 1%nat.
Proof. intros [[P _] _]. split; [exact (P 0%nat ltac:(lia)) | exact (P 1%nat ltac:(lia))]. Qed.
Lemma program_zero (s : nat -> Q) : LinearPrograms.linear_solutions (K := FQ) 0 0 1 1 (Member One 0) s ->
  1 <= s 0%nat /\ 0 <= s 1%nat.
Proof.
  intros [[P F] _]. split; [| exact (P 1%nat ltac:(lia))]. specialize (F O ltac:(lia)).
  pose proof (P 2%nat ltac:(lia)) as P2. change (0 <= s 2%nat) in P2.
  change (0 + 1 * s 0%nat + (1 - 1) * s 1%nat + - (1) * s 2%nat == 1) in F. lra.
Qed.
Definition one_unknown (f : fork -> nat -> KQ) (iota : fork) : oracle :=
  match iota with Member One O => fun _ _ => 0 | _ => nearest_answers f iota end.
Definition unknown_answers (f : fork -> nat -> KQ) (iota : fork) : oracle := fun _ _ => 0.

Ltac wrong_program fact_ j delta :=
  apply bound_no; refine (sup_apart j delta _ _ _ _ _); [lia | reflexivity |];
  let s := fresh "s" in let h := fresh in let a := fresh in let b := fresh in
  intros s h; destruct (fact_ s h) as [a b]; as_number; apply Qabs_case; intros; lra.
Ltac below_program := apply bound_no; refine (sup_below _ _ _ _); reflexivity.
Ltac program_met :=
  lazymatch goal with
  | |- flt _ _ => rational
  | |- forall (S : _ -> Prop) x, _ -> within_of _ _ _ _ => exact sup_exact
  | |- exists S : _ -> Prop, _ => exists (fun _ => False), origin; intros []
  | |- forall iota, _ -> answers_about _ (one_unknown _ _) =>
      let h := fresh in intros [| [|] [|]] h; first [apply nearest_answers_about | exfalso; cbn in h; lia]
  | |- forall iota, _ -> answers_about _ (nearest_answers _ _) => let i := fresh in let h := fresh in intros i h;
    apply nearest_answers_about
  | |- exists iota, _ -> answers_about _ _ => exists Limit; intros _; exact (nearest_answers_about _ Limit)
  end.
Ltac refute_SharpnessFields_D_fields_sharp m :=
  let q1 := fresh "q" in let q2 := fresh "q" in
  let at_ y1 rho info := (specialize (m KQ O O 1 1%nat y1 sup3 (info (program_f y1)) rho);
    met_by ltac:(fun _ => solve [program_met]) m; cbv zeta in m; destruct m as [_ m]) in
  let input iota := (specialize (m iota); try specialize (m (le_n _)); destruct m as [q1 q2]) in
  let w0 _ := (wrong_program program_one 0%nat (1 # 2)) in let w1 _ := (wrong_program program_one 1%nat (1 # 2)) in
  let v0 _ := (wrong_program program_two 0%nat (1 # 2)) in
  let one := constr:(Member One 1) in let two := constr:(Member Two 1) in
  first
    [ at_ 1 0 nearest_answers;
      first
        [ input one;
          first
            [ coin_wrong q1 w1 w0 | coin_wrong q1 right_ w0
            | thirds_wrong q2 true false true right_ w0 always_right | thirds_wrong q2 true false false right_ w0
              in_vain ]
        | input two;
          first
            [ coin_wrong q1 v0 v0
            | thirds_wrong q2 false true false v0 right_ ltac:(fun _ => let n := fresh in let p :=
              fresh in let h := fresh in intros n p h;
                refine (asked_wrong (program_f 1 (Member Two 1)) _ _ _ _ _ _ _ _ (nearest_answers_about _ _) _ _ h);
                [reflexivity | apply not_of_bound; v0 ()]) ] ]
    | at_ 1 0 limit_alone; input one; thirds_wrong q2 true false false right_ w0 in_vain
    | at_ (-1 # 1) 0 nearest_answers; input one;
      coin_wrong q1 ltac:(fun _ => wrong_program (program_nonneg (Member One 1)) 0%nat (1 # 2)) ltac:(fun _ =>
        wrong_program (program_nonneg (Member One 1)) 1%nat (1 # 2))
    | at_ 1 (-1 # 1) nearest_answers; input one; coin_wrong q1 ltac:(fun _ => below_program) ltac:(fun _ =>
      below_program)
    | at_ 1 0 one_unknown; input (Member One 0);
      thirds_wrong q2 true false false right_ ltac:(fun _ => wrong_program program_zero 0%nat (1 # 2)) in_vain ].
