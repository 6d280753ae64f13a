(** * What is checked of a point of P1 or P3 makes it the one minimiser

    Lists stand for vectors; the residual of x = a + b t is r + t v ([rho_is]), its square |r|^2 + t^2 |v|^2
    ([rho_length]).  So the conditions of RootMinimisers.v hold, with u the residual and tau = t, or with u = v and
    tau = 1 where t = 0. *)

From Coq Require Import ZArith QArith List Permutation Lia Setoid Morphisms Bool String PeanoNat.
From Barriers Require Import OrderedFields LinearSystems TrustRational.
From Barriers Require Sums Optimisation Settings.
From Barriers Require Import Json Sha256 Numerals NetworkChecker Intervals Blocks ListSums.
From Barriers Require Import RegressionCertificates RegressionChecker ProgramSides SolutionCertificates
  ProgramSolutions.
From Barriers Require Import RootMinimisers RootCertificates RootColumns.
Import ListNotations.
Open Scope Q_scope.
Local Notation below := LinearSystems.below.
Local Notation over := LinearSystems.over.

Section Sound.
Context {K : ordered_field}.
Variables (c : rooted) (m n : nat) (A : nat -> nat -> Qf) (y : nat -> Qf) (cols : list (list Q)) (ys : list Q).
Hypothesis cols_stand : Forall2 (fun col j => stands col (below m) (fun a => A a j)) cols (below n).
Hypothesis ys_stand : stands ys (below m) y.
Let s := rooted_square c.
Let A' : nat -> nat -> K := into2 A.
Let y' : nat -> K := into y.
Variable t : K.
Open Scope field_scope.
Local Notation "0" := (@fzero K) : field_scope.
Local Notation "1" := (@fone K) : field_scope.
Add Field K_f : (K_field K) (morphism (of_Q_morph K), constants [f_cst], setoid (K_setoid K) (K_ext K)).
Hypothesis t_nonneg : 0 <= t.
Hypothesis t_root : t * t == of_Q s.

Lemma ys_size : List.length ys = m.
Proof. pose proof (same_length _ _ _ ys_stand) as L. rewrite below_length in L. exact L. Qed.
Lemma cols_size : List.length cols = n.
Proof. pose proof (same_length _ _ _ cols_stand) as L. rewrite below_length in L. exact L. Qed.
Lemma either : rootless c = true \/ rootless c = false.
Proof. destruct (rootless c); auto. Qed.
Lemma no_root : rootless c = true -> (s == 0)%Q /\ t == 0.
Proof.
  intros H. apply Qeq_bool_iff in H. split; [exact H|]. apply square_is_zero. rewrite t_root.
  apply (of_Q_eq K _ 0%Q), H.
Qed.
Lemma a_root : rootless c = false -> 0 < t.
Proof.
  intros H. apply Qeq_bool_neq in H. destruct (lt_le_dec 0 t) as [P|P]; [exact P|exfalso]. apply H.
  apply (zero_of (K := K)). fold s. rewrite <- t_root. assert (Z : t == 0) by fra. rewrite Z. ring.
Qed.

(** ** Residuals *)

Definition residual_of (xs : list Q) (a : nat) : Qf := (y a - over (below n) (fun l => A a l * number_of xs l))%F.
Definition moved_of (xs : list Q) (a : nat) : Qf :=
  ((@fzero Q_field) - over (below n) (fun l => A a l * number_of xs l))%F.
Lemma nth_stand l k : List.length l = k -> stands l (below k) (number_of l).
Proof. intros <-. apply nth_stands. Qed.
Lemma combined_stands xs : List.length xs = n ->
  stands (combined xs cols (zeros ys)) (below m) (fun a => over (below n) (fun l => (A a l * number_of xs l)%F)).
Proof.
  intros L. apply (combined_zeros _ _ _ _ (fun j a => A a j)); [apply nth_stand, L|exact cols_stand|].
  exact (zeros_stand _ _ _ ys_stand).
Qed.
Lemma residual_stands xs : List.length xs = n ->
  stands (map2 qsub ys (combined xs cols (zeros ys))) (below m) (residual_of xs).
Proof. intros L. apply stands_sub; [exact ys_stand|apply combined_stands, L]. Qed.
Lemma moved_stands xs : List.length xs = n ->
  stands (map2 qsub (zeros ys) (combined xs cols (zeros ys))) (below m) (moved_of xs).
Proof. intros L. apply stands_sub; [exact (zeros_stand _ _ _ ys_stand)|apply combined_stands, L]. Qed.
Lemma products_stand v f : stands v (below m) f ->
  stands (map (fun col => qdot col v) cols) (below n) (fun j => over (below m) (fun a => (A a j * f a)%F)).
Proof. intros F. apply (map_all _ _ _ _ _ cols_stand). intros col j _ Hc. apply (qdot_is _ _ _ _ _ Hc F). Qed.

Lemma residual_in xs a : (of_Q (residual_of xs a) : K) == left n A' y' (into (number_of xs)) a.
Proof.
  unfold residual_of, left, image. apply is_sub; [apply is_into|]. apply is_over. intros l.
  apply is_mul; [apply is_into2|apply is_into].
Qed.
Lemma moved_in xs a : (of_Q (moved_of xs a) : K) == - image n A' (into (number_of xs)) a.
Proof.
  assert (E : (of_Q (moved_of xs a) : K) == 0 - image n A' (into (number_of xs)) a).
  { unfold moved_of, image. apply is_sub; [apply is_zero|]. apply is_over. intros l.
    apply is_mul; [apply is_into2|apply is_into]. }
  rewrite E. ring.
Qed.
Lemma along_in f j : (of_Q (over (below m) (fun a => (A a j * f a)%F)) : K) == along m A' (into f) j.
Proof. apply is_over. intros a. apply is_mul; [apply is_into2|apply is_into]. Qed.
Lemma inner_in f g : (of_Q (over (below m) (fun a => (f a * g a)%F)) : K) == inner m (into f) (into g).
Proof. apply is_over. intros a. apply is_mul; apply is_into. Qed.

(** x = a + b t *)
Definition point_of (xs bs : list Q) (j : nat) : K := of_Q (number_of xs j) + of_Q (number_of bs j) * t.
Lemma left_point xs bs a : left n A' y' (point_of xs bs) a ==
  of_Q (residual_of xs a) - image n A' (into (number_of bs)) a * t.
Proof.
  rewrite residual_in. unfold left, image.
  rewrite (over_same (below n) _ (fun j => A' a j * into (number_of xs) j + A' a j * into (number_of bs) j * t)).
  - rewrite over_plus, over_scale_right. ring.
  - intros j _. unfold point_of, into. ring.
Qed.
Lemma along_sum (f g : nat -> K) j : along m A' (fun a => f a + g a * t) j == along m A' f j + along m A' g j * t.
Proof.
  unfold along. rewrite <- over_scale_right, <- over_plus. apply over_same. intros. ring.
Qed.
Lemma inner_sum (f g : nat -> K) : inner m (fun a => f a + g a * t) (fun a => f a + g a * t) ==
  inner m f f + $2 * (inner m f g * t) + inner m g g * (t * t).
Proof. unfold inner. generalize (below m). intros l. induction l as [|i l IH]; simpl; [ring|]. rewrite IH. ring. Qed.

(** ** Independent columns, with y as the column number n *)

Definition with_y (a l : nat) : Qf := if (l =? n)%nat then y a else A a l.
Lemma independent_sound kept more : List.length kept = n -> (more = [] \/ more = [ys]) ->
  independent (rooted_minor c) (map (fun _ => true) ys) (keep true kept cols ++ more) = true ->
  let F := keep true kept (below n) in
  forall e : nat -> K, (forall a, (a < m)%nat -> over F (fun j => A' a j * e j) +
    match more with [] => 0 | _ => y' a * e n end == 0) ->
  (more <> [] -> e n == 0) /\ forall j, In j F -> e j == 0.
Proof.
  intros L More H F e Ker. set (J := F ++ match more with [] => [] | _ => [n] end).
  assert (Fn : forall j, In j F -> (j < n)%nat) by (intros j Hj; apply in_below, (keep_in _ _ _ _ Hj)).
  assert (DF : NoDup F) by apply keep_distinct, below_distinct.
  assert (G : forall j, In j J -> e j == 0).
  { apply (independent_columns (K := K) (rooted_minor c) _ _ J with_y m H).
    - unfold J. destruct More as [->| ->]; [rewrite app_nil_r; exact DF|].
      assert (P : NoDup ([n] ++ F)).
      { constructor; [intros I; specialize (Fn n I); lia|exact DF]. }
      apply (Permutation_NoDup (Permutation_app_comm [n] F)), P.
    - unfold J. apply Forall2_app.
      + apply keep_all. rewrite <- (map_id cols). apply (map_all _ _ _ _ _ cols_stand). intros col j Hj Hc.
        apply in_below in Hj. apply (stands_function _ _ (fun a => A a j)); [|exact Hc]. intros a _. unfold with_y.
        destruct (Nat.eqb_spec j n); [lia|reflexivity].
      + destruct More as [->| ->]; constructor; [|constructor]. apply (stands_function _ _ y); [|exact ys_stand].
        intros a _. unfold with_y. rewrite Nat.eqb_refl. reflexivity.
    - rewrite map_length. exact ys_size.
    - intros a Ha _. unfold J. rewrite over_app. rewrite <- (Ker a Ha). apply fadd_proper.
      + apply over_same. intros j Hj. specialize (Fn j Hj). unfold with_y. destruct (Nat.eqb_spec j n);
        [lia|reflexivity].
      + destruct More as [->| ->]; simpl; [reflexivity|]. unfold with_y. rewrite Nat.eqb_refl. unfold y', into.
        ring. }
  split.
  - intros N. apply G. unfold J. apply in_or_app. right. destruct More as [->| ->]; [contradiction|left; reflexivity].
  - intros j Hj. apply G. unfold J. apply in_or_app. left. exact Hj.
Qed.

(** ** What is checked of a point *)

Section Checked.
Variables (support : list Z) (still moving : list Q).
Hypothesis checked : check_rooted_point c cols ys support still moving = true.
Let fs := flags support 0%Z cols.
Let xs := spread fs still.
Let bs := if rootless c then map (fun _ => 0%Q) cols else spread fs moving.
Let rl := map2 qsub ys (combined xs cols (zeros ys)).
Let vl := if rootless c then moving else map2 qsub (zeros ys) (combined bs cols (zeros ys)).
Let ps := map (fun col => qdot col rl) cols.
Let qs := map (fun col => qdot col vl) cols.
Let wl := match rooted_push c with Some b => entries b | None => zeros ys end.
Let moves := map (qdot wl) cols.
Let edges := map (edge s) (combine ps qs).
Let more := if penalised c && negb (rootless c) then [ys] else [].
Let kept := map2 stays edges moves.
Let F := keep true kept (below n).

Lemma conditions : support = keep true fs (numbered 0%Z cols) /\ List.length vl = m /\ List.length wl = m /\
  check_length c (qdot rl rl) (qdot vl vl) = true /\
  forallb (fun b => b) (map2 (column_fits s) (combine fs (combine xs bs)) (combine ps qs)) = true /\
  forallb (fun b => b) (map2 (fun t move => pushed_fits (fst t) (snd t) move) (combine fs edges) moves) = true /\
  forallb (fun col => Qeq_bool (qdot wl col) 0) more = true /\
  independent (rooted_minor c) (map (fun _ => true) ys) (keep true kept cols ++ more) = true.
Proof.
  pose proof checked as H. unfold check_rooted_point in H. cbv zeta in H. rewrite !andb_true_iff in H.
  destruct H as [[[[[[[[[H1 H2] H3] H4] H5] H6] H7] H8] H9] H10].
  apply Settings.all2_eqb in H1. rewrite Z.eqb_eq, !size_length in H3, H4. apply Nat2Z.inj in H3, H4.
  rewrite ys_size in H3, H4.
  split; [exact H1|]. split; [exact H3|]. split; [exact H4|]. repeat (split; [assumption|]). assumption.
Qed.

Lemma fs_length : List.length fs = n.
Proof. unfold fs. rewrite flags_length. exact cols_size. Qed.
Lemma xs_length : List.length xs = n.
Proof. unfold xs. rewrite spread_size. exact fs_length. Qed.
Lemma bs_length : List.length bs = n.
Proof. unfold bs. destruct (rootless c); [rewrite map_length; exact cols_size|rewrite spread_size; exact fs_length].
  Qed.
Lemma ps_length : List.length ps = n.
Proof. unfold ps. rewrite map_length. exact cols_size. Qed.
Lemma qs_length : List.length qs = n.
Proof. unfold qs. rewrite map_length. exact cols_size. Qed.
Lemma moves_length : List.length moves = n.
Proof. unfold moves. rewrite map_length. exact cols_size. Qed.

Let r : nat -> K := into (residual_of xs).
Let v : nat -> K := into (number_of vl).
Let w : nat -> K := into (number_of wl).
Let x : nat -> K := point_of xs bs.
Let rho : nat -> K := left n A' y' x.

Lemma p_is j : (j < n)%nat -> (of_Q (nth j ps 0%Q) : K) == along m A' r j.
Proof.
  intros Hj. pose proof (stands_entry _ _ _ _ (products_stand _ _ (residual_stands xs xs_length)) Hj) as E.
  apply (of_Q_eq K) in E. etransitivity; [exact E|]. apply along_in.
Qed.
Lemma q_is j : (j < n)%nat -> (of_Q (nth j qs 0%Q) : K) == along m A' v j.
Proof.
  intros Hj. destruct conditions as (_ & L & _).
  pose proof (stands_entry _ _ _ _ (products_stand _ _ (nth_stand vl m L)) Hj) as E.
  apply (of_Q_eq K) in E. etransitivity; [exact E|]. apply along_in.
Qed.
Lemma move_is j : (j < n)%nat -> (of_Q (nth j moves 0%Q) : K) == along m A' w j.
Proof.
  intros Hj. destruct conditions as (_ & _ & L & _).
  assert (S : stands moves (below n) (fun j => over (below m) (fun a => (number_of wl a * A a j)%F))).
  { apply (map_all _ _ _ _ _ cols_stand). intros col i _ Hc. exact (qdot_is _ _ _ _ _ (nth_stand wl m L) Hc). }
  pose proof (stands_entry _ _ _ _ S Hj) as E. apply (of_Q_eq K) in E. etransitivity; [exact E|].
  transitivity (over (below m) (fun a => w a * A' a j)).
  - apply is_over. intros a. apply is_mul; [apply is_into|apply is_into2].
  - apply over_same. intros. ring.
Qed.

(** The residual is r + t v. *)
Lemma rho_is a : (a < m)%nat -> rho a == r a + v a * t.
Proof.
  intros Ha. unfold rho, x. rewrite left_point. fold (r a). change (of_Q (residual_of xs a)) with (r a).
  destruct either as [R|R].
  - destruct (no_root R) as [_ Z]. rewrite Z. ring.
  - assert (E : v a == - image n A' (into (number_of bs)) a); [|rewrite E; ring].
    assert (Vl : vl = map2 qsub (zeros ys) (combined bs cols (zeros ys))) by (unfold vl; rewrite R; reflexivity).
    pose proof (stands_entry _ _ _ _ (moved_stands bs bs_length) Ha) as E. rewrite <- Vl in E. apply (of_Q_eq K) in E.
    etransitivity; [exact E|]. apply moved_in.
Qed.
Lemma along_rho j : along m A' rho j == along m A' r j + along m A' v j * t.
Proof.
  rewrite <- along_sum. apply over_same. intros a Ha. apply in_below in Ha. rewrite (rho_is a Ha). reflexivity.
Qed.

Lemma column_at j : (j < n)%nat ->
  column_fits s (nth j fs false, (nth j xs 0%Q, nth j bs 0%Q)) (nth j ps 0%Q, nth j qs 0%Q) = true.
Proof.
  intros Hj. destruct conditions as (_ & _ & _ & _ & C & _). revert j Hj.
  enough (G : forall j, In j (below n) -> column_fits s (nth j fs false, (nth j xs 0%Q, nth j bs 0%Q))
    (nth j ps 0%Q, nth j qs 0%Q) = true) by (intros j Hj; apply G, in_below, Hj).
  apply (all_true _ _ _) with (2 := C).
  apply (map2_all _ _ _ _ _ _ _ (combine_all _ _ _ _ _ (entries_are false fs n fs_length)
    (combine_all _ _ _ _ _ (entries_are 0%Q xs n xs_length) (entries_are 0%Q bs n bs_length)))
    (combine_all _ _ _ _ _ (entries_are 0%Q ps n ps_length) (entries_are 0%Q qs n qs_length))).
  intros [f [a b]] [p q] j _ [E1 [E2 E3]] [E4 E5]. cbn [fst snd] in *. rewrite <- E1, <- E2, <- E3, <- E4, <- E5.
    auto.
Qed.
Lemma edges_are : Forall2 (fun e j => e = edge s (nth j ps 0%Q, nth j qs 0%Q)) edges (below n).
Proof.
  apply (map_all _ _ _ _ _ (combine_all _ _ _ _ _ (entries_are 0%Q ps n ps_length) (entries_are 0%Q qs n qs_length))).
  intros [p q] j _ [E4 E5]. cbn [fst snd] in *. rewrite <- E4, <- E5. reflexivity.
Qed.
Lemma push_at j : (j < n)%nat ->
  pushed_fits (nth j fs false) (edge s (nth j ps 0%Q, nth j qs 0%Q)) (nth j moves 0%Q) = true.
Proof.
  intros Hj. destruct conditions as (_ & _ & _ & _ & _ & C & _). revert j Hj.
  enough (G : forall j, In j (below n) -> pushed_fits (nth j fs false) (edge s (nth j ps 0%Q, nth j qs 0%Q))
    (nth j moves 0%Q) = true) by (intros j Hj; apply G, in_below, Hj).
  apply (all_true _ _ _) with (2 := C).
  apply (map2_all _ _ _ _ _ _ _ (combine_all _ _ _ _ _ (entries_are false fs n fs_length) edges_are)
    (entries_are 0%Q moves n moves_length)).
  intros [f e] move j _ [E1 E2] E3. cbn [fst snd] in *. rewrite <- E1, <- E2, <- E3. auto.
Qed.
Lemma kept_is : Forall2 (fun k j => k = stays (edge s (nth j ps 0%Q, nth j qs 0%Q)) (nth j moves 0%Q)) kept (below n).
Proof.
  apply (map2_all _ _ _ _ _ _ _ edges_are (entries_are 0%Q moves n moves_length)).
  intros e move j _ E1 E2. rewrite <- E1, <- E2. reflexivity.
Qed.
Lemma kept_length : List.length kept = n.
Proof. pose proof (same_length _ _ _ kept_is) as L. rewrite below_length in L. exact L. Qed.
Lemma in_F j : (j < n)%nat -> stays (edge s (nth j ps 0%Q, nth j qs 0%Q)) (nth j moves 0%Q) = true -> In j F.
Proof.
  intros Hj St. apply (keep_below true kept n j kept_length Hj). rewrite (entry_at _ _ _ false kept_is j Hj). exact
    St.
Qed.

(** ** The point is the one minimiser *)

Let tau : K := if rootless c then 1 else t.
Let u : nat -> K := if rootless c then v else rho.

Lemma tau_positive : 0 < tau.
Proof.
  unfold tau. destruct either as [R|R]; rewrite R; [|apply a_root, R].
  pose proof (of_Q_lt K 0 1 ltac:(reflexivity)) as O. rewrite one_in in O. exact O.
Qed.
Lemma column_ok_same ta ca ca' xa xa' f e move : ca == ca' -> xa == xa' -> column_ok (K := K) ta ca xa f e move ->
  column_ok ta ca' xa' f e move.
Proof. intros E G. unfold column_ok. rewrite E, G. trivial. Qed.
Lemma ok j : (j < n)%nat -> column_ok tau (along m A' u j) (x j) (nth j fs false)
  (edge s (nth j ps 0%Q, nth j qs 0%Q)) (nth j moves 0%Q) /\ (rootless c = true -> along m A' rho j == 0).
Proof.
  intros Hj. pose proof (column_at j Hj) as C. pose proof (push_at j Hj) as P. unfold tau, u.
  pose proof (spread_off fs still j) as X0. fold xs in X0.
  destruct either as [R|R]; rewrite R.
  - destruct (no_root R) as [S0 T0].
    assert (B : nth j bs 0%Q = 0%Q) by (unfold bs; rewrite R; apply nothing_off). rewrite B in C.
    destruct (without_root (K := K) s (nth j fs false) (nth j xs 0%Q) (nth j ps 0%Q) (nth j qs 0%Q) (nth j moves 0%Q)
      S0) as [Z Ok].
    + intros E. rewrite (X0 E). reflexivity.
    + exact C.
    + exact P.
    + split.
      * revert Ok. apply column_ok_same; [apply q_is, Hj|]. unfold x, point_of. rewrite T0. unfold number_of. ring.
      * intros _. rewrite along_rho, T0, <- (p_is j Hj), (of_Q_eq K _ _ Z). change (of_Q 0%Q : K) with (0 : K). ring.
  - split; [|discriminate]. pose proof (spread_off fs moving j) as B0.
    assert (B : bs = spread fs moving) by (unfold bs; rewrite R; reflexivity). rewrite <- B in B0.
    pose proof (with_root (K := K) s t (nth j fs false) (nth j xs 0%Q) (nth j bs 0%Q) (nth j ps 0%Q) (nth j qs 0%Q)
      (nth j moves 0%Q) (a_root R) t_root) as Ok.
    assert (Ok' := Ok ltac:(intros E; rewrite (X0 E), (B0 E); split; reflexivity) C P).
    revert Ok'. apply column_ok_same; [|unfold x, point_of, number_of; reflexivity].
    rewrite along_rho, (p_is j Hj), (q_is j Hj). reflexivity.
Qed.
Lemma bounded j : (j < n)%nat -> fabs (along m A' u j) <= tau.
Proof. intros Hj. apply (ok j Hj). Qed.
Lemma aligned : tight m n A' u tau x.
Proof. intros j Hj. apply (ok j Hj). Qed.
Lemma pushes j : (j < n)%nat -> fabs (along m A' u j) == tau -> along m A' w j * along m A' u j <= 0 /\
  (~ x j == 0 -> along m A' w j == 0) /\ (along m A' w j == 0 -> In j F).
Proof.
  intros Hj E. destruct (ok j Hj) as [(_ & _ & _ & P) _]. destruct (P E) as (P1 & P2 & P3).
  rewrite <- (move_is j Hj). split; [exact P1|]. split; [exact P2|]. intros Z. apply in_F; [exact Hj|apply P3, Z].
Qed.
Lemma orthogonal j : (j < n)%nat -> rootless c = true -> along m A' rho j == 0.
Proof. intros Hj. apply (ok j Hj). Qed.

(** |rho|^2 = |r|^2 + t^2 |v|^2 *)
Lemma rho_length : inner m rho rho == of_Q (qdot rl rl) + of_Q (qdot vl vl) * (t * t).
Proof.
  destruct conditions as (_ & Lv & _).
  assert (E : inner m rho rho == inner m (fun a => r a + v a * t) (fun a => r a + v a * t)) by
    (apply inner_both; exact rho_is).
  rewrite E, inner_sum.
  assert (R : (of_Q (qdot rl rl) : K) == inner m r r).
  { etransitivity; [exact (of_Q_eq K _ _ (qdot_is _ _ _ _ _ (residual_stands xs xs_length) (residual_stands xs
    xs_length)))|].
    apply inner_in. }
  assert (V : (of_Q (qdot vl vl) : K) == inner m v v).
  { etransitivity; [exact (of_Q_eq K _ _ (qdot_is _ _ _ _ _ (nth_stand vl m Lv) (nth_stand vl m Lv)))|].
    apply inner_in. }
  rewrite R, V. assert (Z : inner m r v * t == 0); [|rewrite Z; ring].
  destruct either as [Rt|Rt]; [destruct (no_root Rt) as [_ T0]; rewrite T0; ring|].
  assert (Vl : vl = map2 qsub (zeros ys) (combined bs cols (zeros ys))) by (unfold vl; rewrite Rt; reflexivity).
  assert (Ve : forall a, (a < m)%nat -> v a == - (1) * image n A' (into (number_of bs)) a).
  { intros a Ha. pose proof (stands_entry _ _ _ _ (moved_stands bs bs_length) Ha) as Ea. rewrite <- Vl in Ea.
    apply (of_Q_eq K) in Ea. etransitivity; [exact Ea|]. rewrite moved_in. ring. }
  assert (I : inner m r v == - (1) * inner m r (image n A' (into (number_of bs)))).
  { unfold inner. rewrite <- over_scale. apply over_same. intros a Ha. apply in_below in Ha. rewrite (Ve a Ha).
    ring. }
  rewrite I, inner_image, over_zero; [ring|]. intros j Hj. apply in_below in Hj.
  destruct (nth j fs false) eqn:Fj.
  - pose proof (column_at j Hj) as C. rewrite Fj in C. apply support_fits in C. rewrite <- (p_is j Hj), (of_Q_eq K _
    _ C).
    change (of_Q 0%Q : K) with (0 : K). ring.
  - assert (B : bs = spread fs moving) by (unfold bs; rewrite Rt; reflexivity).
    pose proof (spread_off fs moving j Fj) as B0. rewrite <- B in B0. unfold into, number_of. rewrite B0.
    change (of_Q 0%Q : K) with (0 : K). ring.
Qed.
Lemma dual_length : (of_Q (qdot vl vl) : K) == inner m v v.
Proof.
  destruct conditions as (_ & Lv & _).
  etransitivity; [exact (of_Q_eq K _ _ (qdot_is _ _ _ _ _ (nth_stand vl m Lv) (nth_stand vl m Lv)))|]. apply inner_in.
Qed.

Lemma F_distinct : NoDup F.
Proof. apply keep_distinct, below_distinct. Qed.
Lemma F_below j : In j F -> (j < n)%nat.
Proof. intros H. apply in_below, (keep_in _ _ _ _ H). Qed.
Lemma more_is : more = [] \/ more = [ys].
Proof. unfold more. destruct (penalised c && negb (rootless c))%bool; auto. Qed.

Lemma kernel e : more = [] -> (forall a, (a < m)%nat -> over F (fun j => A' a j * e j) == 0) ->
  forall j, In j F -> e j == 0.
Proof.
  intros M Ker. destruct conditions as (_ & _ & _ & _ & _ & _ & _ & I).
  destruct (independent_sound kept more kept_length more_is I e) as [_ G]; [|exact G].
  intros a Ha. rewrite M. transitivity (over F (fun j => A' a j * e j) + 0); [reflexivity|]. rewrite (Ker a Ha). ring.
Qed.
Lemma kernel_with_y e : more = [ys] ->
  (forall a, (a < m)%nat -> over F (fun j => A' a j * e j) + y' a * e n == 0) ->
  e n == 0 /\ forall j, In j F -> e j == 0.
Proof.
  intros M Ker. destruct conditions as (_ & _ & _ & _ & _ & _ & _ & I).
  destruct (independent_sound kept more kept_length more_is I e) as [Y G].
  - intros a Ha. rewrite M. apply (Ker a Ha).
  - split; [apply Y; rewrite M; discriminate|exact G].
Qed.

(** P1 *)
Theorem P1_sound : penalised c = false -> one_minimiser m n A' y' (Optimisation.P1 (of_Q (rooted_eta c))) x.
Proof.
  intros P. destruct conditions as (_ & _ & _ & Le & _).
  assert (M : more = []) by (unfold more; rewrite P; reflexivity).
  assert (E : inner m rho rho == of_Q (rooted_eta c) * of_Q (rooted_eta c)).
  { rewrite rho_length. unfold check_length in Le. rewrite P in Le. apply Qeq_bool_iff, (of_Q_eq K) in Le.
    rewrite (product_in (rooted_eta c)) in Le. rewrite <- Le, (of_Q_eq K _ _ (qadd_is _ _)), t_root.
    rewrite (morph_add (of_Q_morph K)), product_in. unfold s. ring. }
  apply P1_one; [fold rho; rewrite E; apply le_refl|]. intros z Fz.
  assert (G : length_one n x <= length_one n z /\ (length_one n z <= length_one n x -> tight m n A' u tau z /\
    follows m n A' y' x z 1)).
  { destruct either as [R|R].
    - apply (P1_without_root m n A' y' x u tau tau_positive bounded aligned (of_Q (rooted_eta c)));
        [intros j Hj; apply orthogonal; assumption|exact E|exact Fz].
    - apply (P1_with_root m n A' y' x u tau tau_positive bounded aligned (of_Q (rooted_eta c)));
        [intros a _; unfold u; rewrite R; reflexivity|exact E|exact Fz]. }
  destruct G as [G1 G2]. split; [exact G1|]. intros L. destruct (G2 L) as [T Fo].
  apply (only_point m n A' y' x u tau tau_positive bounded aligned w F F_distinct F_below pushes z T Fo).
  intros e. apply kernel, M.
Qed.

(** P3 *)
Theorem P3_sound : penalised c = true -> (0 < rooted_lambda c)%Q ->
  one_minimiser m n A' y' (Optimisation.P3 (of_Q (rooted_lambda c))) x.
Proof.
  intros P Pos. destruct conditions as (_ & _ & _ & Le & _ & _ & My & _).
  apply (of_Q_lt K) in Pos. change (of_Q 0%Q : K) with (0 : K) in Pos. set (lam := (of_Q (rooted_lambda c) : K)) in *.
  unfold check_length in Le. rewrite P in Le. apply andb_true_iff in Le. destruct Le as [Le Sh].
  assert (E : lam * lam * inner m rho rho == t * t).
  { rewrite rho_length, t_root. apply Qeq_bool_iff, (of_Q_eq K) in Le. rewrite !product_in in Le.
    etransitivity; [|exact Le]. rewrite (of_Q_eq K _ _ (qadd_is _ _)), (morph_add (of_Q_morph K)), product_in.
    fold lam. fold s. ring. }
  pose proof (mult_inv_r lam ltac:(intros Z; fra)) as Inv.
  destruct either as [R|R].
  - destruct (no_root R) as [_ T0].
    assert (Z : inner m rho rho <= 0).
    { rewrite T0 in E. apply le_not_lt. intros C. pose proof (mult_positive _ _ (mult_positive _ _ Pos Pos) C). fra. }
    pose proof (inner_zero m rho Z) as Rz.
    assert (St : lam * lam * inner m u u < tau * tau).
    { unfold u, tau. rewrite R, <- dual_length. rewrite R in Sh. cbn [negb orb] in Sh.
      apply (qlt_field (K := K)) in Sh. rewrite !product_in, one_in in Sh. fold lam in Sh. fra. }
    assert (Re : lam * inner m u rho == 0 * tau).
    { assert (I : inner m u rho == 0) by (apply over_zero; intros a Ha; apply in_below in Ha;
        rewrite (Rz a Ha); generalize (u a); intros; ring).
      rewrite I. ring. }
    apply (P3_one m n A' y' lam 0); [apply le_refl|fold rho; fra|]. intros q z Q Lz.
    destruct (P3_minimal m n A' y' x u tau tau_positive bounded aligned lam 0 Pos (lt_le _ _ St) Re q z Q Lz) as [G1
      G2].
    split; [exact G1|]. intros L. destruct (G2 L) as (T & Fo & Qz). specialize (Qz St).
    apply (only_point m n A' y' x u tau tau_positive bounded aligned w F F_distinct F_below pushes z T).
    + intros a Ha. fold rho. rewrite (Rz a Ha). specialize (Fo a Ha). rewrite Qz in Fo.
      assert (H : tau * left n A' y' z a == 0) by (rewrite Fo; ring). unfold tau in H. rewrite R in H. fra.
    + intros e. apply kernel. unfold more. rewrite R, andb_false_r. reflexivity.
  - assert (U : u = rho) by (unfold u; rewrite R; reflexivity). assert (Ta : tau = t) by (unfold tau; rewrite R;
    reflexivity).
    pose proof (a_root R) as Tp. set (sigma := t * / lam).
    assert (Ls : lam * sigma == t).
    { unfold sigma. transitivity (t * (lam * / lam)); [ring|]. rewrite Inv. ring. }
    assert (Ss : inner m rho rho == sigma * sigma).
    { unfold sigma. transitivity (inner m rho rho * (lam * / lam) * (lam * / lam)); [rewrite Inv; ring|].
      transitivity (lam * lam * inner m rho rho * (/ lam * / lam)); [ring|]. rewrite E. ring. }
    assert (Sp : 0 <= sigma).
    { apply le_not_lt. intros C. pose proof (mult_positive lam (- sigma) Pos ltac:(fra)). fra. }
    assert (St : lam * lam * inner m u u <= tau * tau) by (rewrite U, Ta, E; apply le_refl).
    assert (Re : lam * inner m u rho == sigma * tau).
    { rewrite U, Ta, Ss. transitivity (lam * sigma * sigma); [ring|]. rewrite Ls. ring. }
    apply (P3_one m n A' y' lam sigma); [exact Sp|fold rho; rewrite Ss; apply le_refl|]. intros q z Q Lz.
    destruct (P3_minimal m n A' y' x u tau tau_positive bounded aligned lam sigma Pos St Re q z Q Lz) as [G1 G2].
    split; [exact G1|]. intros L. destruct (G2 L) as (T & Fo & _).
    assert (M : more = [ys]) by (unfold more; rewrite P, R; reflexivity).
    apply (only_point_with_y m n A' y' x u tau tau_positive bounded aligned w F F_distinct F_below pushes z
      (q * lam * / t) T).
    + intros a Ha. specialize (Fo a Ha). rewrite U, Ta in Fo. fold rho.
      pose proof (mult_inv_r t ltac:(intros Z; fra)) as It.
      transitivity (/ t * (t * left n A' y' z a)); [|rewrite Fo; ring].
      transitivity (t * / t * left n A' y' z a); [rewrite It; ring|ring].
    + destruct conditions as (_ & _ & Lw & _). rewrite M in My. cbn [forallb] in My. rewrite andb_true_r in My.
      apply Qeq_bool_iff in My. rewrite (qdot_is _ _ _ _ _ (nth_stand wl m Lw) ys_stand) in My.
      apply (of_Q_eq K) in My. rewrite inner_in in My. exact My.
    + intros e. apply kernel_with_y, M.
Qed.

(** The support is where x is not 0. *)
Lemma support_is j : (j < n)%nat -> (In (Z.of_nat j) support <-> ~ x j == 0).
Proof.
  intros Hj. destruct conditions as (Sup & _).
  assert (Num : Forall2 (fun z i => z = Z.of_nat i) (keep true fs (numbered 0%Z cols)) (keep true fs (below n))).
  { apply keep_all. rewrite <- cols_size. apply numbered_is. }
  rewrite (support_numbers _ _ _ Sup Num).
  assert (Mem : In (Z.of_nat j) (map Z.of_nat (keep true fs (below n))) <-> In j (keep true fs (below n))).
  { split; [|apply in_map]. intros I. apply in_map_iff in I. destruct I as [k [E Hk]]. apply Nat2Z.inj in E.
    rewrite <- E. exact Hk. }
  rewrite Mem, (keep_below true fs n j fs_length Hj). destruct (ok j Hj) as [(_ & _ & S & _) _]. exact S.
Qed.

Theorem point_sound : (penalised c = true -> (0 < rooted_lambda c)%Q) -> exists z,
  one_minimiser m n A' y' (if penalised c then Optimisation.P3 (of_Q (rooted_lambda c))
    else Optimisation.P1 (of_Q (rooted_eta c))) z /\
  (forall j, (j < n)%nat -> (In (Z.of_nat j) support <-> ~ z j == 0)) /\
  forall j, (j < n)%nat -> exists a b : Q, z j == of_Q a + of_Q b * t.
Proof.
  intros Pos. exists x. split; [|split].
  - assert (Either : penalised c = true \/ penalised c = false) by (destruct (penalised c); auto).
    destruct Either as [P|P]; rewrite P; [apply P3_sound; auto|apply P1_sound; auto].
  - exact support_is.
  - intros j _. exists (number_of xs j), (number_of bs j). reflexivity.
Qed.
End Checked.
End Sound.
