(** * Certificates of T0 for P1 and P3: what is accepted is true *)

From Coq Require Import ZArith QArith List Lia Setoid Morphisms Bool String PeanoNat.
From Barriers Require Import OrderedFields LinearSystems TrustRational.
From Barriers Require Sums Optimisation.
From Barriers Require Import Json Sha256 Numerals NetworkChecker Intervals Blocks ListSums.
From Barriers Require Import RegressionCertificates RegressionChecker ProgramSides SolutionCertificates
  ProgramSolutions.
From Barriers Require Import RootMinimisers RootCertificates RootColumns RootSound RecoveryChecker.
Import ListNotations.
Open Scope Q_scope.
Local Notation below := LinearSystems.below.
Local Notation over := LinearSystems.over.

Section Accepted.
Context {K : ordered_field}.
Open Scope field_scope.
Local Notation "0" := (@fzero K) : field_scope.
Local Notation "1" := (@fone K) : field_scope.
Add Field K_f : (K_field K) (morphism (of_Q_morph K), constants [f_cst], setoid (K_setoid K) (K_ext K)).

Lemma blocks_sound c m n A y cols ys support a b (t : K) :
  Forall2 (fun col j => stands col (below m) (fun i => A i j)) cols (below n) -> stands ys (below m) y ->
  0 <= t -> t * t == of_Q (rooted_square c) -> check_rooted_blocks c cols ys support a b = true ->
  (penalised c = true -> (0 < rooted_lambda c)%Q) -> exists z,
  one_minimiser m n (into2 A) (into y) (if penalised c then Optimisation.P3 (of_Q (rooted_lambda c))
    else Optimisation.P1 (of_Q (rooted_eta c))) z /\
  (forall j, (j < n)%nat -> (In (Z.of_nat j) support <-> ~ z j == 0)) /\
  forall j, (j < n)%nat -> exists a b : Q, z j == of_Q a + of_Q b * t.
Proof.
  intros Hc Hy T R H P. unfold check_rooted_blocks in H.
  destruct (together [a; b]) as [[|still [|moving [|]]]|]; try discriminate.
  exact (point_sound c m n A y cols ys Hc Hy t T R support still moving H P).
Qed.

Lemma none_sound c m n A y cols ys u :
  Forall2 (fun col j => stands col (below m) (fun i => A i j)) cols (below n) -> stands ys (below m) y ->
  check_none c cols ys u = true -> forall z (v : K),
  ~ Optimisation.objective (Optimisation.P1 (of_Q (rooted_eta c))) m n (into2 A) (into y) z v.
Proof.
  intros Hc Hy H. unfold check_none in H. rewrite !andb_true_iff in H. destruct H as [[[L O] P] G].
  rewrite Z.eqb_eq, !size_length in L. apply Nat2Z.inj in L. pose proof (same_length _ _ _ Hy) as Ly.
  rewrite below_length in Ly. pose proof (nth_stand u m ltac:(congruence)) as Su.
  assert (Eu : (of_Q (qdot u ys) : K) == inner m (into (number_of u)) (into y)).
  { etransitivity; [exact (of_Q_eq K _ _ (qdot_is _ _ _ _ _ Su Hy))|]. apply inner_in. }
  assert (Uu : (of_Q (qdot u u) : K) == inner m (into (number_of u)) (into (number_of u))).
  { etransitivity; [exact (of_Q_eq K _ _ (qdot_is _ _ _ _ _ Su Su))|]. apply inner_in. }
  apply (P1_none m n (into2 A) (into y) (of_Q (rooted_eta c)) (into (number_of u))).
  - assert (G2 : Forall2 (fun col j => along m (into2 A) (into (number_of u)) j == 0) cols (below n)).
    { rewrite forallb_forall in O. clear - O Hc Su. revert O. induction Hc as [|col j cols J Hj _ IH]; intros O;
      constructor.
      - pose proof (O col (or_introl eq_refl)) as Z. apply Qeq_bool_iff in Z.
        rewrite (qdot_is _ _ _ _ _ Su Hj) in Z. apply (of_Q_eq K) in Z. etransitivity; [|exact Z].
        symmetry. transitivity (inner (K := K) m (into (number_of u)) (fun i => into2 A i j));
          [|apply over_same; intros; ring].
        apply is_over. intros i. apply is_mul; [apply is_into|apply is_into2].
      - apply IH. intros q Hq. apply O. right. exact Hq. }
    intros j Hj. exact (entry_at _ _ _ [] G2 j Hj).
  - rewrite <- Eu. apply (qlt_field (K := K)) in P. exact P.
  - rewrite <- Eu, <- Uu. apply (qlt_field (K := K)) in G. rewrite !product_in in G. exact G.
Qed.

Lemma data_stand d y cols : data_fit d -> together (right d :: columns d) = Some (y :: cols) ->
  Forall2 (fun col j => stands col (below (row_count d)) (fun a => entry_of (matrix_entries d) a j)) cols
    (below (column_count d)) /\ stands y (below (row_count d)) (number_of (entries (right d))).
Proof.
  intros (M1 & N1 & Lc & _) H. apply together_is in H. inversion H as [|? ? ? ? Ey Ec]. subst. split.
  - apply columns_stand.
    + apply map_length.
    + unfold matrix_entries. apply Forall_forall. intros col Hc. apply in_map_iff in Hc. destruct Hc as [b [<- Hb]].
      rewrite entries_length. rewrite Forall_forall in Lc. apply Lc, Hb.
    + unfold matrix_entries. clear - Ec. induction Ec; constructor; assumption.
  - apply stands_nth_same; [apply entries_length|exact Ey].
Qed.

Theorem check_rooted_sound : forall c, check_rooted c = true -> rooted_holds (K := K) c.
Proof.
  intros c H. unfold check_rooted in H. cbv zeta in H. rewrite !andb_true_iff in H.
  destruct H as [[[[H1 H2] H3] H4] H]. destruct (check_data_sound _ _ _ _ _ H1) as (Name & Rows & Cols & Fit).
  assert (W : row_weights (rooted_data c) = None) by (destruct (row_weights (rooted_data c));
    [discriminate|reflexivity]).
  assert (Pr : rooted_problem c = "P1"%string /\ (0 <= rooted_eta c)%Q /\ (rooted_lambda c == 1)%Q \/
    rooted_problem c = "P3"%string /\ (0 < rooted_lambda c)%Q /\ (rooted_eta c == 0)%Q).
  { unfold penalised in H3. destruct (String.eqb_spec (rooted_problem c) "P3") as [E|N]; rewrite !andb_true_iff in H3.
    - right. destruct H3 as [L E0]. split; [exact E|]. split; [apply qlt_iff, L|apply Qeq_bool_iff, E0].
    - left. destruct H3 as [[E L] E0]. apply String.eqb_eq in E. split; [exact E|].
      split; [apply Qle_bool_iff, L|apply Qeq_bool_iff, E0]. }
  assert (Lam : penalised c = true -> (0 < rooted_lambda c)%Q).
  { intros P. rewrite P in H3. apply andb_true_iff in H3. apply qlt_iff, H3. }
  apply Qle_bool_iff in H4. unfold rooted_holds. repeat (split; [assumption|]).
  destruct (together _) as [[|y cols]|] eqn:Tg; try discriminate.
  destruct (data_stand _ _ _ Fit Tg) as [Sc Sy].
  change (String.eqb (rooted_problem c) "P3") with (penalised c).
  destruct (String.eqb_spec (rooted_outcome c) "one") as [O|_].
  - left. split; [exact O|]. intros t T R. destruct (rooted_point c) as [x|]; [|discriminate].
    destruct (rooted_support c) as [support|]; [|discriminate].
    assert (G : forall b, check_rooted_blocks c cols y support x b = true -> exists z,
      one_minimiser (row_count (rooted_data c)) (column_count (rooted_data c)) (matrix_in (matrix_entries
        (rooted_data c)))
        (vector_in (entries (right (rooted_data c)))) (if penalised c then Optimisation.P3 (of_Q (rooted_lambda c))
          else Optimisation.P1 (of_Q (rooted_eta c))) z /\
      (exists S, Some support = Some S /\
        forall j, (j < column_count (rooted_data c))%nat -> (In (Z.of_nat j) S <-> ~ z j == 0)) /\
      forall j, (j < column_count (rooted_data c))%nat -> exists a b : Q, z j == of_Q a + of_Q b * t).
    { intros b B. destruct (blocks_sound c _ _ _ _ cols y support x b t Sc Sy T R B Lam) as (z & Z1 & Z2 & Z3).
      exists z. split; [exact Z1|]. split; [exists support; split; [reflexivity|exact Z2]|exact Z3]. }
    destruct (needless c support) eqn:N.
    + unfold needless in N. apply andb_true_iff in N. destruct N as [N1 N2]. apply negb_true_iff in N1.
      destruct support; [|discriminate]. rewrite N1. rewrite !andb_true_iff in H. destruct H as [[_ Le] _].
      exists (fun _ => 0). split; [|split].
      * apply (P1_zero (row_count (rooted_data c)) (column_count (rooted_data c))
          (matrix_in (matrix_entries (rooted_data c))) (vector_in (entries (right (rooted_data c))))).
        apply (qle_field (K := K)) in Le. rewrite product_in in Le.
        assert (E : inner (K := K) (row_count (rooted_data c)) (vector_in (entries (right (rooted_data c))))
          (vector_in (entries (right (rooted_data c)))) == of_Q (qdot y y)); [|rewrite E; exact Le].
        symmetry. etransitivity; [exact (of_Q_eq K _ _ (qdot_is _ _ _ _ _ Sy Sy))|]. apply inner_in.
      * exists []. split; [reflexivity|]. intros j _. split; [intros []|]. intros Z. exfalso. apply Z. reflexivity.
      * intros j _. exists 0%Q, 0%Q. change (of_Q 0%Q : K) with (0 : K). ring.
    + destruct (rooted_root c) as [b|], (rooted_dual c) as [u|]; try discriminate; rewrite !andb_true_iff in H;
        [apply (G b), H|apply (G u), H].
  - destruct (String.eqb_spec (rooted_outcome c) "infeasible") as [O|_]; [|discriminate]. right. split; [exact O|].
    rewrite !andb_true_iff in H. destruct H as [[[[[[[P S] _] _] _] _] _] H]. apply negb_true_iff in P.
    split; [|split].
    + destruct Pr as [[E _]|[E _]]; [exact E|]. unfold penalised in P. rewrite E in P. discriminate.
    + destruct (rooted_support c); [discriminate|reflexivity].
    + destruct (rooted_dual c) as [u|]; [|discriminate]. rewrite P.
      exact (none_sound c _ _ _ _ cols y (entries u) Sc Sy H).
Qed.

Lemma zero_square : 0 * 0 == 0.
Proof. ring. Qed.
End Accepted.

(** Every ordered field is part of one that has the root. *)
Theorem root_exists : forall (K : ordered_field) (q : Q), (0 <= q)%Q -> exists (L : ordered_field) (i : K -> L),
  embeds i /\ exists t : L, (fzero <= t)%F /\ (t * t == of_Q q)%F.
Proof.
  intros K q P. destruct (Qle_lt_or_eq _ _ P) as [L|E].
  - destruct (root_added K q L) as (F & i & Em & r & R & S). exists F, i. split; [exact Em|]. exists r.
    split; [apply lt_le, R|exact S].
  - exists K, (fun a => a). split; [repeat split; reflexivity || trivial|]. exists (@fzero K). split; [apply le_refl|].
    symmetry in E. apply (of_Q_eq K) in E. rewrite E. change (of_Q 0%Q) with (@fzero K).
    apply zero_square.
Qed.
