(** * Mutants of D: three columns and one row, the entries 1 and 1 - 4^-n; D where less is assumed *)

From Coq Require Import ZArith QArith Qabs List Lia Lqa PeanoNat.
From Barriers Require Import OrderedFields Archimedean Algorithms Computation Sharpness TrustBarriers.
From Barriers Require Import Sums Distances Entries LinearPrograms Programs.
From Barriers Require TrustExamples.
From Mutants Require Import Verdicts Coordinates AnyEntries RefuteComputationForks.
Import ListNotations.
Open Scope Q_scope.

Canonical Structure Q_field.

(** ** Solutions *)

(** The third unit vector: the only solution for y_1 = -1. *)
Definition third (j : nat) : Q := match j with 2%nat => 1 | _ => 0 end.
Lemma third_optimal (alpha beta : Q) : 0 <= alpha -> 0 <= beta -> LinearPrograms.optimal 0 0 alpha beta (-1) third.
Proof.
  intros A B. split; [split |].
  - intros [| [| [| j]]] H; first [lia | discriminate].
  - intros [| i] H; [| lia]. unfold times. cbn. ring.
  - intros x [P E]. specialize (E 0%nat ltac:(lia)). unfold times in E. cbn in E.
    pose proof (P 0%nat ltac:(lia)) as P0. pose proof (P 1%nat ltac:(lia)) as P1.
    change (0 <= x 0%nat) in P0. change (0 <= x 1%nat) in P1. cbn. nra.
Qed.

Lemma between_optimal (u v : Q) : 0 <= u -> 0 <= v -> u + v == 1 -> LinearPrograms.optimal 0 0 1 1 1 (pair u v).
Proof.
  intros U V E. apply (D_solutions (K := Q_field) 0 0 1 1 1); try reflexivity.
  exists u, v. split; [intros j _; reflexivity |].
  repeat split; try assumption; [| discriminate | discriminate]. change (1 * (u + v) == 1). lra.
Qed.
Lemma first_optimal : LinearPrograms.optimal 0 0 2 1 2 (@pair Q_field 1 0).
Proof. apply (D_solutions (K := Q_field) 0 0 2 1 2); try reflexivity. exists 1, 0. shown. Qed.
Lemma second_optimal : LinearPrograms.optimal 0 0 1 2 2 (@pair Q_field 0 1).
Proof. apply (D_solutions (K := Q_field) 0 0 1 2 2); try reflexivity. exists 0, 1. shown. Qed.

Ltac refute_LinearPrograms_D_solutions m :=
  let at_ alpha beta y := (specialize (m Q_field 0%nat 0%nat alpha beta y); met_by ltac:(fun _ => shown) m) in
  let is x := (specialize (m x)) in
  first
    [ at_ 1 1 1; is (@pair Q_field 0 1); contrary m (between_optimal 0 1 ltac:(shown) ltac:(shown) ltac:(shown))
    | at_ 1 1 1; is (@pair Q_field 1 0); contrary m (between_optimal 1 0 ltac:(shown) ltac:(shown) ltac:(shown))
    | at_ 1 2 2; is (@pair Q_field 0 1); contrary m second_optimal
    | at_ 2 1 2; is (@pair Q_field 1 0); contrary m first_optimal
    | at_ 1 1 1; is (@pair Q_field 0 1);
      let h := fresh in let h' := fresh in pose proof (between_optimal 0 1 ltac:(shown) ltac:(shown) ltac:(shown)) as h;
      pose proof (proj1 m h 5 5) as h'; absurd_at h'
    | (* 0 is none of them *)
      at_ 1 1 1; is (@pair Q_field 0 0);
      lazymatch type of m with _ <-> ?R =>
        let h := fresh in assert (h : R) by (exists 0, 0; shown); apply m in h; destruct h as [[_ h] _]; absurd_at h end
    | at_ 1 1 (-1 # 1); is third;
      let h := fresh in let u := fresh "u" in let v := fresh "v" in
      pose proof (third_optimal 1 1 ltac:(shown) ltac:(shown)) as h; apply m in h; destruct h as (u & v & E & _);
      specialize (E 2%nat ltac:(lia)); absurd_by_computing E ].

(** One of the two entries is positive, or both. *)
Ltac top_positive := destruct (lt_le_dec _ _); fra.
Ltac prove_LinearPrograms_D_solutions :=
  intros F m N alpha beta y1; intros;
  first
    [ apply solutions_any; [top_positive | fra]
    | rewrite (solutions_any m N alpha beta y1) by first [top_positive | fra];
      split; intros (u & v & ? & ? & ? & ? & ? & ?); exists u, v; repeat split; try assumption; try fra;
      intros L; match goal with h : (_ -> _)%F |- _ => specialize (h L) end; fra ].

Ltac refute_LinearPrograms_optimal_decided m :=
  let at_ alpha beta y x := (specialize (m Q_field 0%nat 0%nat alpha beta y x); met_by ltac:(fun _ => shown) m) in
  first
    [ at_ 1 1 1 (@pair Q_field 0 1);
      let h := fresh in pose proof (proj2 m (between_optimal 0 1 ltac:(shown) ltac:(shown) ltac:(shown))) as h;
        absurd_by_computing h
    | at_ 1 1 (-1 # 1) third;
      let h := fresh in pose proof (proj2 m (third_optimal 1 1 ltac:(shown) ltac:(shown))) as h;
        absurd_by_computing h ].
Ltac prove_LinearPrograms_optimal_decided :=
  intros F m N alpha beta y1 x; intros; apply decided_any; [top_positive | fra].

(** ** The fork of two entries, for any first member, y_1 >= 0, and entries 1 - 4^-n that may be negative *)

Section Forks.
Variables (m N : nat) (top y1 : Q) (first : nat).
Hypothesis top_positive : 0 < top.
Local Notation solutions := (linear_solutions m N top y1).

Lemma lowered n : top - power (1 # 4) n < top.
Proof. pose proof (power_positive (1 # 4) n ltac:(reflexivity)). lra. Qed.

Section Value.
Hypothesis y1_nonneg : 0 <= y1.
Lemma value_nonneg : 0 <= y1 / top.
Proof. apply Qle_shift_div_l; lra. Qed.
Lemma top_value u : top * u == y1 <-> u == y1 / top.
Proof. split; intros E; [rewrite <- E; field; lra | rewrite E; field; lra]. Qed.

Lemma one_any n x : solutions (Member One n) x <-> equal (S (S (S N))) x (pair (y1 / top) 0).
Proof.
  pose proof (lowered n) as L. unfold linear_solutions.
  change (first_entry top (Member One n)) with top.
  change (second_entry top (Member One n)) with (top - power (1 # 4) n).
  rewrite (solutions_any (K := Q_field) m N top (top - power (1 # 4) n) y1);
    [| destruct (lt_le_dec _ _) as [B |]; [change (top < top - power (1 # 4) n) in B;
      lra | exact top_positive] | exact y1_nonneg].
  destruct (@lt_le_dec Q_field top (top - power (1 # 4) n)) as [B | _]; [change (top < top - power (1 # 4) n) in B;
    lra |]. split.
  - intros (u & v & Eq & _ & _ & T & _ & Z). specialize (Z L). change (v == 0) in Z.
    assert (E : u == y1 / top) by (apply top_value; change (top * (u + v) == y1) in T; rewrite Z, Qplus_0_r in T;
      exact T).
    intros j Hj. rewrite (Eq j Hj). destruct j as [| [| j]]; [exact E | exact Z | reflexivity].
  - intros Eq. exists (y1 / top), 0. pose proof value_nonneg. split; [exact Eq |]. split; [exact H |].
    split; [discriminate |].
    split; [change (top * (y1 / top + 0) == y1); rewrite Qplus_0_r; apply top_value; reflexivity |].
    split; [intros B; change (top < top - power (1 # 4) n) in B; lra | reflexivity].
Qed.
Lemma two_any n x : solutions (Member Two n) x <-> equal (S (S (S N))) x (pair 0 (y1 / top)).
Proof.
  pose proof (lowered n) as L. unfold linear_solutions.
  change (first_entry top (Member Two n)) with (top - power (1 # 4) n).
  change (second_entry top (Member Two n)) with top.
  rewrite (solutions_any (K := Q_field) m N (top - power (1 # 4) n) top y1);
    [| destruct (lt_le_dec _ _) as [| B]; [exact top_positive | change (top <= top - power (1 # 4) n) in B;
      lra] | exact y1_nonneg].
  destruct (@lt_le_dec Q_field (top - power (1 # 4) n) top) as [_ | B]; [| change (top <= top - power (1 # 4) n) in B;
    lra]. split.
  - intros (u & v & Eq & _ & _ & T & Z & _). specialize (Z L). change (u == 0) in Z.
    assert (E : v == y1 / top) by (apply top_value; change (top * (u + v) == y1) in T; rewrite Z, Qplus_0_l in T;
      exact T).
    intros j Hj. rewrite (Eq j Hj). destruct j as [| [| j]]; [exact Z | exact E | reflexivity].
  - intros Eq. exists 0, (y1 / top). pose proof value_nonneg. split; [exact Eq |]. split; [discriminate |].
    split; [exact H |].
    split; [change (top * (0 + y1 / top) == y1); rewrite Qplus_0_l; apply top_value; reflexivity |].
    split; [reflexivity | intros B; change (top < top - power (1 # 4) n) in B; lra].
Qed.
Lemma limit_any u v : 0 <= u -> 0 <= v -> u + v == y1 / top -> solutions Limit (pair u v).
Proof.
  intros U V E. unfold linear_solutions. change (first_entry top Limit) with top.
  change (second_entry top Limit) with top.
  apply (solutions_any (K := Q_field) m N top top y1); [destruct (lt_le_dec _ _);
    exact top_positive | exact y1_nonneg |].
  exists u, v. split; [intros j _; reflexivity |]. split; [exact U |]. split; [exact V |].
  split; [| split; intros B; change (top < top) in B; lra].
  destruct (lt_le_dec _ _); change (top * (u + v) == y1); apply top_value, E.
Qed.
End Value.

(** Whatever accuracies exclude being right on both branches. *)
Lemma unreachable_any d (rhos : Q -> Prop) :
  (forall rho n x, rhos rho -> accurate d rho (solutions (Member One n)) x ->
    accurate d rho (solutions (Member Two n)) x -> False) ->
  unreachable m N top y1 first d rhos.
Proof.
  intros E. set (f := linear_evaluation m N top y1). exists (input_information f first). split.
  - intros iota _. apply input_admissible. intros i n k _. apply evaluation_close_rational, program_depends.
  - intros rho R.
    destruct (K_parts d (input_information f first) solutions rho first 0) as (P & P' & W);
      [intros; apply input_agrees; lia | intros n x _; apply E, R |].
    split; [exact P |]. split; [exact P' |]. intros l t q n Rd H. apply (W One l n t q); try (unfold n; lia);
      assumption.
Qed.
Lemma linf_any : unreachable m N top y1 first (linf_metric (S (S (S N)))) (fun rho => 2 * rho < y1 / top).
Proof.
  apply unreachable_any. intros rho n x L. apply (accurate_not_both _ (y1 / top)); [| exact L].
  intros s t r Hs Ht B. destruct (Qlt_le_dec y1 0) as [Neg | Pos].
  - destruct B as [R _]. change (0 <= r) in R. apply (Qle_trans _ 0); [| exact R]. apply Qle_shift_div_r; lra.
  - apply (one_any Pos) in Hs. apply (two_any Pos) in Ht.
    apply (corners_apart_sup (S N) (y1 / top) (value_nonneg Pos) s t Hs Ht r B).
Qed.
Lemma lp_any p (Hp : (1 <= p)%nat) : 0 <= y1 ->
  unreachable m N top y1 first (lp_metric p (S (S (S N))) Hp) (fun rho =>
    0 <= rho /\ power (2 * rho) p < 2 * power (y1 / top) p).
Proof.
  intros Pos. apply unreachable_any. intros rho n x [R L].
  destruct (kappa_between p rho (y1 / top) R L) as (kappa & K1 & K2 & K3).
  apply (accurate_not_both _ kappa); [| exact K1].
  intros s t r Hs Ht B. apply (one_any Pos) in Hs. apply (two_any Pos) in Ht.
  apply (corners_apart p (S N) (y1 / top) kappa Hp (value_nonneg Pos) K2 K3 s t Hs Ht r B).
Qed.
Lemma unreachable_less d (rhos rhos' : Q -> Prop) : (forall rho, rhos rho -> rhos' rho) ->
  unreachable m N top y1 first d rhos' -> unreachable m N top y1 first d rhos.
Proof. intros L (info & A & B). exists info. split; [exact A |]. intros rho R. apply B, L, R. Qed.
End Forks.

(** 0 < top, also from (1/4)^first < top. *)
Ltac top_above_0 :=
  first [ assumption
        | match goal with h : Qlt (power ?q ?n) ?t |- Qlt 0 ?t => apply (Qlt_trans _ (power q n));
          [apply power_positive; reflexivity | exact h] end ].

Ltac prove_LinearPrograms_D_linf :=
  intros m N top y1 first; intros;
  assert (T : 0 < top) by top_above_0;
  first
    [ apply linf_any; exact T
    | eapply unreachable_less; [| apply linf_any; exact T]; cbv beta; intros rho R;
      pose proof (value_nonneg top y1 T ltac:(lra)); lra ].
Lemma power_more (a b : Q) p : 0 <= a -> a <= b -> power a p <= power b p.
Proof. intros A B. apply (power_le (K := Q_field) a b p). split; assumption. Qed.
Ltac of_lp_any top y1 :=
  let T := fresh "T" in let Y := fresh "Y" in assert (T : 0 < top) by top_above_0; assert (Y : 0 <= y1) by lra;
  first
    [ apply lp_any; [exact T | exact Y]
    | eapply unreachable_less; [| apply lp_any; [exact T | exact Y]]; cbv beta;
      let rho := fresh "rho" in let R := fresh "R" in let L := fresh "L" in let C := fresh "C" in let C' :=
        fresh "C'" in intros rho [R L];
      match goal with |- context [power _ ?p] =>
        pose proof (power_more 0 (y1 / top) p (Qle_refl 0) (value_nonneg top y1 T Y)) as C;
        pose proof (power_nonneg (K := Q_field) 0 p (Qle_refl 0)) as C'; change (0 <= power 0 p) in C';
        split; [lra |];
        first [ eapply Qle_lt_trans; [apply (power_more (2 * rho)) with (2 := ltac:(lra)); lra | exact L]
              | eapply Qle_lt_trans; [apply (power_more (2 * rho) (3 * rho)); lra |]; lra | lra ]
      end ].
Ltac prove_LinearPrograms_D_lp :=
  first [ intros m N top y1 first; intros; exists 1%nat, (le_n 1); of_lp_any top y1
        | intros m N top y1 first; intros; of_lp_any top y1 ].

(** *** What can be reached: one entry of y is 1, the entries are 1 and 1 - 4^-n, three columns *)

Definition half_half : vector := @pair Q_field (1 # 2) (1 # 2).
Lemma one_is n : linear_solutions 0 0 1 1 (Member One n) (@pair Q_field 1 0).
Proof. apply (one_any 0 0 1 1 eq_refl ltac:(discriminate)). intros [| [| j]] _; reflexivity. Qed.
Lemma two_is n : linear_solutions 0 0 1 1 (Member Two n) (@pair Q_field 0 1).
Proof. apply (two_any 0 0 1 1 eq_refl ltac:(discriminate)). intros [| [| j]] _; reflexivity. Qed.
Lemma limit_is (u v : Q) : 0 <= u -> 0 <= v -> u + v == 1 -> linear_solutions 0 0 1 1 Limit (@pair Q_field u v).
Proof.
  intros U V E. apply (limit_any 0 0 1 1 eq_refl).
  - discriminate.
  - exact U.
  - exact V.
  - rewrite E. reflexivity.
Qed.

(** The vector (1/2, 1/2, 0) is right about all inputs, where it is near enough to (1, 0, 0) and to (0, 1, 0). *)
Lemma half_half_right (d : metric vector) rho (info : fork -> oracle) iota :
  (forall e, 0 < e -> near d (@pair Q_field 1 0) (rho + e) half_half /\
     near d (@pair Q_field 0 1) (rho + e) half_half /\
     near d half_half (rho + e) half_half) ->
  success_at_least d (info iota) (linear_solutions 0 0 1 1 iota) rho 1 (Output half_half).
Proof.
  intros Near. apply (attains_at_least _ _ O). constructor 2; [| apply Qle_refl].
  intros e He. destruct (Near e He) as (A & B & C). destruct iota as [| [|] n].
  - exists half_half. split; [apply limit_is; first [discriminate | reflexivity] | exact C].
  - exists (@pair Q_field 1 0). split; [apply one_is | apply near_symmetric, A].
  - exists (@pair Q_field 0 1). split; [apply two_is | apply near_symmetric, B].
Qed.
Lemma half_half_linf e : 0 < e -> near (linf_metric 3) (@pair Q_field 1 0) ((1 # 2) + e) half_half /\
  near (linf_metric 3) (@pair Q_field 0 1) ((1 # 2) + e) half_half /\
  near (linf_metric 3) half_half ((1 # 2) + e) half_half.
Proof.
  intros He. split; [| split]; (split; [change (0 <= (1 # 2) + e); lra |]); intros [| [| [| j]]] H;
    first [lia | match goal with |- (?x <= _)%F => let y := eval vm_compute in x in change (y <= (1 # 2) + e); lra end].
Qed.
Lemma half_half_l1 e (H : (1 <= 1)%nat) : 0 < e -> near (lp_metric 1 3 H) (@pair Q_field 1 0) (1 + e) half_half /\
  near (lp_metric 1 3 H) (@pair Q_field 0 1) (1 + e) half_half /\ near (lp_metric 1 3 H) half_half (1 + e) half_half.
Proof.
  intros He. split; [| split]; (split; [change (0 <= 1 + e); lra |]);
    match goal with |- (?x <= fpower _ 1)%F => let y := eval vm_compute in x in change (y <= (1 + e) * 1); lra end.
Qed.
(** For y_1 = -1 all inputs have the same solution. *)
Lemma third_right (d : metric vector) rho (info : fork -> oracle) iota :
  (forall (S : vector -> Prop) x, S x -> accurate d rho S x) -> is_input 1 iota ->
  success_at_least d (info iota) (linear_solutions 0 0 1 (-1) iota) rho 1 (Output third).
Proof.
  intros Exact I. apply (attains_at_least _ _ O). constructor 2; [| apply Qle_refl]. apply Exact.
  unfold linear_solutions. assert (P : forall n, (1 <= n)%nat -> 0 <= 1 - power (1 # 4) n).
  { intros n H. pose proof (quarter_decreases (K := Q_field) 1 n H) as L.
    change (power (1 # 4) n <= (1 # 4) * 1) in L. lra. }
  destruct iota as [| [|] n]; apply third_optimal; first [discriminate | apply P, I].
Qed.

Ltac more_than_two_thirds B t r := destruct B as [B _]; specialize (B t 1 r); absurd_by_computing B.
Ltac refute_LinearPrograms_D_linf m :=
  specialize (m 0%nat 0%nat 1 1 1%nat); met_by ltac:(fun _ => shown) m;
  let info := fresh "info" in let B := fresh "B" in destruct m as (info & _ & B);
  specialize (B (1 # 2) ltac:(vm_compute; first [reflexivity | discriminate]));
  more_than_two_thirds B (Output half_half) (fun iota (_ : is_input 1 iota) =>
    half_half_right (linf_metric 3) (1 # 2) info iota half_half_linf).
Ltac refute_LinearPrograms_D_lp m :=
  let at_ y p Hp rho :=
    (specialize (m 0%nat 0%nat 1 y 1%nat); met_by ltac:(fun _ => shown) m; specialize (m p Hp);
     let info := fresh "info" in let A := fresh in let B := fresh in destruct m as (info & A & B);
     specialize (B rho ltac:(vm_compute; split; first [reflexivity | discriminate]));
     first
       [ more_than_two_thirds B (Output half_half)
           (fun iota (_ : is_input 1 iota) => half_half_right (lp_metric 1 3 Hp) 1 info iota (fun e =>
             half_half_l1 e Hp))
       | more_than_two_thirds B (Output third)
           (fun iota (I : is_input 1 iota) => third_right (lp_metric 2 3 Hp) (1 # 2) info iota
              (fun S x => accurate_lp_exact 2 3 Hp (1 # 2) S x ltac:(discriminate)) I) ]) in
  first [at_ 1 1%nat (le_n 1) 1 | at_ (-1 # 1) 2%nat two_positive (1 # 2)].

(** ** D_sharp, from whatever level the reader starts *)

Lemma reader_from {M} (f : nat -> Q) o (G : M -> Prop) k1 k2 s1 s2 l : admissible f o ->
  (f k2 < f k1 /\ G s1) \/ (f k1 < f k2 /\ G s2) -> exists m, attains o G m (reader k1 k2 s1 s2 l) 1.
Proof.
  intros A D. assert (P : 0 < Qabs (f k1 - f k2)).
  { destruct D as [[D _] | [D _]]; [rewrite Qabs_pos by lra | rewrite Qabs_neg by lra]; lra. }
  destruct (power_half_vanishes ((1 # 4) * Qabs (f k1 - f k2))) as [j Hj]; [lra |].
  exists (j + l)%nat. apply (reader_decides f); auto.
  pose proof (power_half_decreases j (j + l) ltac:(lia)). lra.
Qed.

Lemma sharp_any m N top y1 first l : 0 < top -> 0 <= y1 ->
  forall d rho information, (forall (S : vector -> Prop) x, S x -> accurate d rho S x) ->
  (forall iota, is_input first iota -> admissible (linear_evaluation m N top y1 iota) (information iota)) ->
  let s1 := @pair Q_field (y1 / top) 0 in let s2 := @pair Q_field 0 (y1 / top) in let ask := reader O 1%nat s1 s2 l in
  halts_almost_surely (information Limit) (coin s1 s2) /\
  forall iota, is_input first iota ->
    success_at_least d (information iota) (linear_solutions m N top y1 iota) rho (1 # 2) (coin s1 s2) /\
    success_at_least d (information iota) (linear_solutions m N top y1 iota) rho (2 # 3) (two_thirds s1 s2 ask).
Proof.
  intros T Y d rho information Exact A s1 s2 ask. split; [apply coin_halts |]. intros iota Hi.
  assert (C : 0 <= y1 / top) by (apply (value_nonneg top y1 T Y)).
  assert (L1 : accurate d rho (linear_solutions m N top y1 Limit) s1)
    by (apply Exact, (limit_any m N top y1 T Y); [exact C | discriminate | apply Qplus_0_r]).
  assert (L2 : accurate d rho (linear_solutions m N top y1 Limit) s2)
    by (apply Exact, (limit_any m N top y1 T Y); [discriminate | exact C | apply Qplus_0_l]).
  assert (O1 : forall n, accurate d rho (linear_solutions m N top y1 (Member One n)) s1)
    by (intros n; apply Exact, (one_any m N top y1 T Y); intros j _; reflexivity).
  assert (O2 : forall n, accurate d rho (linear_solutions m N top y1 (Member Two n)) s2)
    by (intros n; apply Exact, (two_any m N top y1 T Y); intros j _; reflexivity).
  assert (R : accurate d rho (linear_solutions m N top y1 iota) s1 \/
    accurate d rho (linear_solutions m N top y1 iota) s2)
    by (destruct iota as [| [|] n]; [left; exact L1 | left; apply O1 | right; apply O2]).
  split; [apply (attains_at_least _ _ O), coin_succeeds, R |].
  destruct iota as [| i n]; [apply K_two_thirds_limit; assumption |].
  destruct (reader_from (linear_evaluation m N top y1 (Member i n)) (information (Member i n))
              (accurate d rho (linear_solutions m N top y1 (Member i n))) 0 1 s1 s2 l) as [k Hk].
  - apply A, Hi.
  - destruct i; [left; split; [apply one_larger, program_depends | apply O1]
                | right; split; [apply two_larger, program_depends | apply O2]].
  - apply (K_two_thirds_member _ _ _ _ _ k R Hk).
Qed.

Lemma success_less {M} (d : metric M) o S alpha b b' t : b' <= b -> success_at_least d o S alpha b t ->
  success_at_least d o S alpha b' t.
Proof. intros L H e He. destruct (H e He) as [m A]. exists m. apply (attains_less _ _ _ _ _ _ A). lra. Qed.

Ltac of_sharp_any top y1 :=
  let T := fresh "T" in let Y0 := fresh "Y0" in assert (T : 0 < top) by top_above_0; assert (Y0 : 0 <= y1) by lra;
  first
    [ apply sharp_any; assumption
    | cbv zeta;
      let X := fresh in let X' := fresh in let Y := fresh in let iota := fresh "iota" in let I := fresh "I" in
      lazymatch goal with
      | E : forall (S : vector -> Prop) x, S x -> accurate ?d ?rho S x, A : forall iota, is_input ?first iota ->
        admissible _ _
        |- context [reader 0 1 _ _ ?l] =>
          destruct (sharp_any _ _ top y1 first l T Y0 d rho _ E A) as [X Y];
          split; [exact X |]; clear X; intros iota I; destruct (Y iota I) as [X X'];
          split; (eapply success_less; [| first [exact X | exact X']]; discriminate)
      end ].
Ltac prove_LinearPrograms_D_sharp :=
  intros m N top y1 first; intros;
  first
    [ of_sharp_any top y1
    | let T := fresh "T" in let Y := fresh "Y" in assert (T : 0 < top) by top_above_0; assert (Y : 0 <= y1) by lra;
      exists (discrete vector), 0, (fun _ _ _ => 0);
      exact (sharp_any m N top y1 first 0 T Y (discrete vector) 0 (fun _ _ _ => 0)) ].

(** *** What the toss, and the toss with a reader, do not reach *)

(** No output is right: neither side of the coin. *)
Lemma coin_at_most {M} o (G : M -> Prop) s1 s2 m p : ~ G s1 -> ~ G s2 -> attains o G m (coin s1 s2) p -> p <= 0.
Proof.
  intros N1 N2 A. apply attains_flip_inv in A as (q & r & A & B & L).
  apply attains_output_inv in A as [A | A]; [| contradiction]. apply attains_output_inv in B as [B | B];
    [lra | contradiction].
Qed.

(** w and a bound what the coin and the third way reach. *)
Lemma two_thirds_at_most {M} o (G : M -> Prop) m s1 s2 ask w a : 0 <= w -> 0 <= a ->
  (forall p, attains o G m (coin s1 s2) p -> p <= w) -> (forall p, attains o G m ask p -> p <= a) ->
  forall p, attains o G m (two_thirds s1 s2 ask) p -> p <= (2 # 3) * w + (1 # 3) * a.
Proof.
  intros W0 A0 W A p H.
  assert (E : forall t p, attains o G m t p ->
    (t = two_thirds s1 s2 ask -> p <= (2 # 3) * w + (1 # 3) * a) /\
    (t = Flip ask (two_thirds s1 s2 ask) -> p <= (1 # 2) * (a + ((2 # 3) * w + (1 # 3) * a)))).
  { clear p H. induction 1 as [t p L | x p _ L | a1 b1 p q r P IP Q IQ L | k n next p _ P _]; split; intros E.
    - lra.
    - lra.
    - exfalso. rewrite (exposed_same (two_thirds _ _ _)) in E. discriminate E.
    - discriminate E.
    - rewrite (exposed_same (two_thirds _ _ _)) in E. injection E as -> ->. apply W in P.
      destruct IQ as [_ IQ]. specialize (IQ eq_refl). lra.
    - injection E as -> ->. apply A in P. destruct IQ as [IQ _]. specialize (IQ eq_refl). lra.
    - exfalso. rewrite (exposed_same (two_thirds _ _ _)) in E. discriminate E.
    - discriminate E. }
  apply (E _ _ H), eq_refl.
Qed.

(** The reader never answers s_2 where the second reading is not the larger one by far:
    where s_1 is wrong it is never right. *)
Lemma reader_silent {M} o (G : M -> Prop) m k1 k2 s1 s2 : ~ G s1 ->
  (forall l, o k2 l - o k1 l <= 2 * power (1 # 2) l) -> forall l p, attains o G m (reader k1 k2 s1 s2 l) p -> p <= 0.
Proof.
  intros N Close. assert (E : forall n l p, (S m <= l + n)%nat -> attains o G m (reader k1 k2 s1 s2 l) p -> p <= 0).
  { induction n as [| n IH]; intros l p Hn A; rewrite (exposed_same (reader k1 k2 s1 s2 l)) in A;
    cbn [exposed reader] in A;
      inversion A; subst; try assumption; [lia |].
    match goal with h : attains _ _ _ (Read k2 l _) _ |- _ => apply attains_read_inv in h; cbv beta in h;
      rename h into B end.
    destruct (Qlt_le_dec _ _); [apply attains_output_inv in B as [B | B]; [exact B | contradiction] |].
    destruct (Qlt_le_dec _ _) as [L |]; [specialize (Close l); lra |]. apply (IH (S l) p); [lia | exact B]. }
  intros l p. apply (E (S m) l p). lia.
Qed.

(** Vectors in the discrete metric: what is accurate is a solution, or nothing is. *)
Lemma solution_only (S : vector -> Prop) x : accurate (discrete vector) 0 S x -> S x.
Proof. intros A. destruct (A (1 # 2) eq_refl) as (s & Hs & _ & E). rewrite (E eq_refl). exact Hs. Qed.
Lemma none_below_0 (S : vector -> Prop) x : ~ accurate (discrete vector) (-1) S x.
Proof. intros A. destruct (A (1 # 2) eq_refl) as (s & _ & R & _). apply R. reflexivity. Qed.
Lemma one_alone n x : accurate (discrete vector) 0 (linear_solutions 0 0 1 1 (Member One n)) x ->
  equal 3 x (@pair Q_field 1 0).
Proof. intros A. apply solution_only in A. apply (one_any 0 0 1 1 eq_refl ltac:(discriminate)) in A. exact A. Qed.
Lemma two_alone n x : accurate (discrete vector) 0 (linear_solutions 0 0 1 1 (Member Two n)) x ->
  equal 3 x (@pair Q_field 0 1).
Proof. intros A. apply solution_only in A. apply (two_any 0 0 1 1 eq_refl ltac:(discriminate)) in A. exact A. Qed.
Lemma not_negative iota x : accurate (discrete vector) 0 (linear_solutions 0 0 1 (-1) iota) x ->
  forall j, (j < 3)%nat -> 0 <= x j.
Proof. intros A. apply solution_only in A. destruct A as [[P _] _]. exact P. Qed.

(** Information: the nearest dyadics; zeros; zeros about the member 0 of the second branch, which is no input. *)
Definition nearby (iota : fork) : oracle := fun k => nearest (linear_evaluation 0 0 1 1 iota k).
Definition zeros (iota : fork) : oracle := fun _ _ => 0.
Definition zeros_at_0 (iota : fork) : oracle := match iota with Member Two 0 => fun _ _ => 0 | _ => nearby iota end.
Lemma nearby_admissible iota : admissible (linear_evaluation 0 0 1 1 iota) (nearby iota).
Proof. apply (nearest_admissible (linear_evaluation 0 0 1 1 iota)). Qed.
Lemma zeros_at_0_admissible iota : is_input 1 iota -> admissible (linear_evaluation 0 0 1 1 iota) (zeros_at_0 iota).
Proof. destruct iota as [| [|] [| n]]; cbn [is_input]; intros; try lia; apply nearby_admissible. Qed.
(** Evaluation 2 is the entry -1. *)
Lemma third_entry_lower l : nearby (Member Two 1) 2%nat l - nearby (Member Two 1) 0%nat l <= 2 * power (1 # 2) l.
Proof.
  destruct (nearby_admissible (Member Two 1) 2%nat l) as [_ E].
  destruct (nearby_admissible (Member Two 1) 0%nat l) as [_ F].
  change (linear_evaluation 0 0 1 1 (Member Two 1) 2%nat) with (-1 # 1) in E.
  change (linear_evaluation 0 0 1 1 (Member Two 1) 0%nat) with (1 - (1 # 4) * 1) in F.
  apply Qabs_Qle_condition in E. apply Qabs_Qle_condition in F. lra.
Qed.

Ltac about_inputs :=
  lazymatch goal with
  | |- forall (S : vector -> Prop) (x : vector), _ => intros S x; apply discrete_accurate
  | |- exists (S : vector -> Prop), _ => exists (fun _ : vector => False), (fun _ => 0); intros []
  | |- forall iota, is_input 1 iota -> admissible _ (nearby iota) => intros iota _; apply nearby_admissible
  | |- forall iota, is_input 1 iota -> admissible _ (zeros_at_0 iota) => apply zeros_at_0_admissible
  | |- forall iota, is_input 1 iota -> admissible _ _ => intros iota _;
    apply (nearest_admissible (linear_evaluation 0 0 1 (-1) iota))
  | |- exists iota, is_input 1 iota -> _ => exists (Member One 0); intros h; exfalso; cbn in h; lia
  | |- _ => shown
  end.
(** Which lemma it is is told from the words: unification would evaluate the inputs. *)
Ltac wrong :=
  let A := fresh "A" in intros A;
  lazymatch type of A with
  | accurate _ (-1 # 1) _ _ => exact (none_below_0 _ _ A)
  | accurate _ 0 (linear_solutions _ _ _ (1 # 1) (Member One _)) _ => apply one_alone in A; absurd_at A
  | accurate _ 0 (linear_solutions _ _ _ (1 # 1) (Member Two _)) _ => apply two_alone in A; absurd_at A
  | accurate _ 0 (linear_solutions _ _ _ (-1 # 1) _) _ =>
      let P := fresh "P" in pose proof (not_negative _ _ A) as P; clear A; absurd_at P
  end.
Lemma equal_readings (x : nat -> Q) : forall l, x l - x l <= 2 * power (1 # 2) l.
Proof. intros l. pose proof (power_positive (1 # 2) l eq_refl). lra. Qed.
Ltac silent :=
  lazymatch goal with
  | |- forall l, nearby _ ?k l - nearby _ ?k l <= _ => exact (equal_readings _)
  | |- forall l, nearby _ 2%nat l - nearby _ 0%nat l <= _ => exact third_entry_lower
  | |- forall l, zeros _ _ l - _ <= _ => exact (equal_readings (fun _ => 0))
  | |- forall l, zeros_at_0 (Member Two 0) _ l - _ <= _ => exact (equal_readings (fun _ => 0))
  end.
Ltac refute_LinearPrograms_D_sharp m :=
  let at_ y rho info iota :=
    (specialize (m 0%nat 0%nat 1 y 1%nat); met_by ltac:(fun _ => shown) m;
     specialize (m (discrete vector) rho info); met_by ltac:(fun _ => about_inputs) m; cbv zeta in m;
     let C := fresh "C" in let T := fresh "T" in let k := fresh "k" in let A := fresh "A" in
     destruct m as [_ m]; specialize (m iota); met_by ltac:(fun _ => cbn; lia) m; destruct m as [C T];
     first
       [ destruct (C (1 # 8) eq_refl) as [k A]; apply coin_at_most in A;
         [absurd_by_computing A | clear; wrong | clear; wrong]
       | destruct (C (1 # 8) eq_refl) as [k A];
         apply coin_exact in A; [absurd_by_computing A | clear; let B := fresh in intros [B _]; revert B; wrong]
       | destruct (T (1 # 8) eq_refl) as [k A];
         apply (two_thirds_at_most _ _ _ _ _ _ (1 # 2) 1) in A;
           [absurd_by_computing A | discriminate | discriminate | |];
         clear; intros p B;
         [ apply coin_exact in B; [exact B | intros [X _]; revert X; clear;
           wrong] | apply (attains_le_one _ _ _ _ _ B) ]
       | destruct (T (1 # 8) eq_refl) as [k A];
         apply (two_thirds_at_most _ _ _ _ _ _ (1 # 2) 0) in A;
           [absurd_by_computing A | discriminate | discriminate | |];
         clear;
         [ intros p B; apply coin_exact in B; [exact B | intros [X _]; revert X; clear; wrong]
         | apply reader_silent; [wrong | silent] ] ]) in
  first
    [ at_ 1 0 nearby (Member Two 1) | at_ 1 0 nearby (Member One 1) | at_ 1 0 zeros (Member Two 1)
    | at_ 1 0 zeros_at_0 (Member Two 0) | at_ 1 (-1 # 1) nearby (Member Two 1)
    | at_ (-1 # 1) 0 (fun iota k => nearest (linear_evaluation 0 0 1 (-1) iota k)) (Member Two 1) ].
