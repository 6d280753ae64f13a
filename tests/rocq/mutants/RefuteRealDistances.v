(** * Mutants of D over R: from any index on, and where one point is near to all solutions *)

From Coq Require Import QArith List Lia PeanoNat.
From Coq Require Import Raxioms RIneq Rbasic_fun Rfunctions R_sqrt Lra.
From Barriers Require Import OrderedFields Archimedean RealField ProbabilitySpaces Algorithms Computation.
From Barriers Require Import GeneralAlgorithms GeneralForks GeneralFamilies RealComputation RealForks RealVacuity.
From Barriers Require Import RealsPrograms RealsOptimisation RealBarriers RealsDigits.
From Barriers Require Sums Distances Entries LinearPrograms GeneralFields OptimisationFields.
From Mutants Require Import RefuteGeneral RefuteRealJumps RefuteOptimisationFieldsPrograms.
Import ListNotations.
Open Scope R_scope.

(** ** What holds *)

Section Any.
Variables (m N : nat) (top y1 : R) (first : nat).
Let f := program_evaluation m N top y1.
(** As in K from the index 1 on; the member 0, which may be too far from the limit, by the nearest dyadics. *)
Definition known_from_one (iota : fork) : oracle :=
  match iota with
  | Member i (S n) => as_real_limit (f Limit) (f iota) (S n)
  | _ => fun k l => real_nearest (f iota k) l
  end.
Lemma known_admissible iota : real_admissible (f iota) (known_from_one iota).
Proof.
  destruct iota as [| i [| n]]; try apply real_nearest_admissible. apply as_real_limit_admissible; [lia |]. intros k.
  unfold f. rewrite !(program_evaluation_abstract m N top y1 1 (le_n 1)), <- abs_real, <- quarter_real.
  apply (@Entries.evaluation_close R_field), (@LinearPrograms.program_depends R_field).
Qed.
Lemma known_alike i l n : (1 <= n)%nat -> (l <= n)%nat -> agree l (known_from_one Limit) (known_from_one (Member i n)).
Proof. destruct n as [| n]; [lia |]. intros _. apply as_real_limit_agrees. Qed.

Lemma bounds_any {M} (right : fork -> M -> Prop) : (forall n x, right (Member One n) x -> right (Member Two n) x ->
  False) ->
  K_bounds_real right known_from_one first /\ W_bound_real right known_from_one first.
Proof.
  intros Not. assert (In : forall iota, is_input (S first) iota -> is_input first iota) by (intros [| i n]; simpl;
    [trivial | lia]).
  split.
  - intros P A b success halting Me Mh Mb B.
    assert (O : forall iota, is_input (S first) iota -> given known_from_one (is_input first) (known_from_one iota))
      by (intros iota H; exists iota; auto).
    assert (B' : forall iota, is_input (S first) iota -> at_least (as_space P) (success iota) b)
      by (intros iota H; apply at_least_real; auto).
    assert (Al : forall i l n, (S first <= n)%nat -> (l <= n)%nat -> agree l (known_from_one Limit) (known_from_one
      (Member i n)))
      by (intros i l n Hn; apply known_alike; lia).
    assert (N1 : forall n x, (S first <= n)%nat -> right (Member One n) x -> right (Member Two n) x -> False)
      by (intros n x _; apply Not).
    split; [apply two_thirds_real | intros H; apply half_real].
    + apply (fork_any (as_space P) _ right (S first) (fun i n => O (Member i n)) Al N1 (O Limit I) A b
        (fun m => event_real P _ (Mb m)) B').
    + apply (fork_halting (as_space P) _ right (S first) (fun i n => O (Member i n)) Al N1 (O Limit I) A b
        (fun m => event_real P _ (Mb m))); [| exact B'].
      apply at_least_real; [exact Mh | exact (Req_le_sym _ _ H)].
  - intros P A b l n success Me Rd B. apply half_real.
    assert (O : forall i, given known_from_one (is_member first) (known_from_one (Member i n))).
    { intros i. exists (Member i n). split; [split; [simpl; unfold n; lia | discriminate] | reflexivity]. }
    assert (S2 : b + b <= 1); [| change (b <= @of_Q R_field (1 # 2)); rewrite of_Q_real; unfold Q2R; simpl; lra].
    apply (@W_general_sum R_field (as_space P) _ _ A (known_from_one (Member One n)) (known_from_one (Member Two n))
      (right (Member One n)) (right (Member Two n)) l); try apply O; try exact Rd.
    + intros k j Hj. etransitivity; [symmetry |]; [apply (known_alike One l n) | apply (known_alike Two l n)]; unfold
      n; lia.
    + apply Not.
    + apply at_least_real; [apply Me | apply B].
    + apply at_least_real; [apply Me | apply B].
Qed.
End Any.

(** Nothing is near to the solutions of both branches, whatever the index. *)
Section Apart.
Variables (m N : nat) (top y1 : R).
Hypothesis top_positive : 0 < top.
Let Xi := program_solutions m N top y1.
Lemma member_is i n x : 0 <= y1 -> Xi (Member i n) x ->
  @Sums.equal R_field (S (S (S N))) x (match i with One => Sums.pair (y1 / top) 0 | Two => Sums.pair 0 (y1 / top) end).
Proof.
  intros Y H. apply (proj1 (program_solutions_abstract m N top y1 (Member i n) x)) in H. revert H.
  exact (@any_member R_archimedean m N top y1 top_positive Y i n x).
Qed.
Lemma value_not_negative : 0 <= y1 -> 0 <= y1 / top.
Proof. exact (@value_nonneg R_archimedean top y1 top_positive). Qed.

Lemma not_both (d : GeneralFields.metric_over R_field (nat -> R)) kappa rho : 0 <= y1 -> 2 * rho < kappa ->
  (forall x z r, @Sums.equal R_field (S (S (S N))) x (Sums.pair (y1 / top) 0) ->
    @Sums.equal R_field (S (S (S N))) z (Sums.pair 0 (y1 / top)) -> GeneralFields.close_by d x r z -> kappa <= r) ->
  forall n x, GeneralFields.within_of d rho (Xi (Member One n)) x -> GeneralFields.within_of d rho (Xi (Member Two n))
    x -> False.
Proof.
  intros Y L Ap n x. apply (GeneralFields.within_of_not_both d kappa rho); [| exact L].
  intros s t r Hs Ht. apply (Ap s t r); [apply (member_is One n s Y Hs) | apply (member_is Two n t Y Ht)].
Qed.

Lemma lp_below p rho T x : rho < 0 -> ~ within_lp p N rho T x.
Proof. intros L W. destruct (W (- rho / 2) ltac:(lra)) as (s & _ & H & _). lra. Qed.
Lemma linf_below rho T x : rho < 0 -> ~ within_linf N rho T x.
Proof. intros L W. destruct (W (- rho / 2) ltac:(lra)) as (s & _ & H & _). lra. Qed.
End Apart.

Lemma lp_zero N rho T x : ~ within_lp 0 (S (S N)) rho T x.
Proof.
  intros W. destruct (W 1 Rlt_0_1) as (s & _ & _ & H). simpl in H.
  assert (P : forall n, 0 <= @Sums.sum R_field n (fun j => Rabs (x j - s j) ^ 0)).
  { induction n as [| n IH]; simpl in *; lra. }
  specialize (P N). simpl in *. lra.
Qed.
Lemma euclidean_below N rho T x : rho < 0 -> ~ within_euclidean N rho T x.
Proof.
  intros L W. destruct (W (- rho / 2) ltac:(lra)) as (s & _ & H).
  match type of H with sqrt ?a <= _ => pose proof (sqrt_pos a) end. lra.
Qed.

Section Norms.
Variables (m N : nat) (top y1 rho : R).
Hypothesis top_positive : 0 < top.
Let Xi := program_solutions m N top y1.
Lemma lp_not_both p : 0 <= y1 -> (2 * rho) ^ p < 2 * (y1 / top) ^ p \/ rho < 0 \/ p = O -> forall n x,
  within_lp p (S (S (S N))) rho (Xi (Member One n)) x -> within_lp p (S (S (S N))) rho (Xi (Member Two n)) x -> False.
Proof.
  intros Y [L | [L | ->]] n x X Z; [| destruct (lp_below _ _ _ _ _ L X) | destruct (lp_zero _ _ _ _ X)].
  destruct (Rlt_le_dec rho 0) as [R | R]; [destruct (lp_below _ _ _ _ _ R X) |].
  destruct p as [| p]; [destruct (lp_zero _ _ _ _ X) |].
  destruct (@Entries.kappa_exists R_field (S p) rho (y1 / top) R) as (kappa & K1 & K2 & K3).
  { rewrite !power_real. exact L. }
  assert (Hp : (1 <= S p)%nat) by lia.
  apply (not_both m N top y1 top_positive (@OptimisationFields.lp_over R_archimedean (S p) (S (S (S N))) Hp) kappa rho
    Y K1) with (n := n) (x := x);
    [| apply within_lp_abstract, X | apply within_lp_abstract, Z].
  intros s t r Hs Ht.
  apply (@Distances.corners_ball R_field (S p) (S N) (y1 / top) kappa Hp (value_not_negative top y1 top_positive Y) K2
    K3 s t Hs Ht).
Qed.
Lemma linf_not_both : 2 * rho < y1 / top \/ rho < 0 -> forall n x,
  within_linf (S (S (S N))) rho (Xi (Member One n)) x -> within_linf (S (S (S N))) rho (Xi (Member Two n)) x -> False.
Proof.
  intros [L | L] n x X Z; [| destruct (linf_below _ _ _ _ L X)].
  destruct (Rlt_le_dec rho 0) as [R | R]; [destruct (linf_below _ _ _ _ R X) |].
  assert (Y : 0 <= y1).
  { assert (0 < y1 / top) as P by lra. apply (Rmult_lt_compat_r top) in P; [| exact top_positive].
    unfold Rdiv in P. rewrite Rmult_assoc, Rinv_l in P by lra. lra. }
  apply (not_both m N top y1 top_positive (@OptimisationFields.linf_over R_archimedean (S (S (S N)))) (y1 / top) rho Y
    L) with (n := n) (x := x);
    [| apply within_linf_abstract, X | apply within_linf_abstract, Z].
  intros s t r Hs Ht.
  apply (@Distances.corners_sup_ball R_field (S N) (y1 / top) (value_not_negative top y1 top_positive Y) s t Hs Ht).
Qed.
Lemma euclidean_not_both : 2 * rho < sqrt 2 * (y1 / top) \/ rho < 0 -> forall n x,
  within_euclidean (S (S (S N))) rho (Xi (Member One n)) x -> within_euclidean (S (S (S N))) rho (Xi (Member Two n)) x
    -> False.
Proof.
  intros [L | L] n x X Z; [| destruct (euclidean_below _ _ _ _ L X)].
  destruct (Rlt_le_dec rho 0) as [R | R]; [destruct (euclidean_below _ _ _ _ R X) |].
  pose proof (sqrt_lt_R0 2 ltac:(lra)) as S0.
  assert (Y : 0 <= y1).
  { assert (0 < y1 / top) as P.
    { destruct (Rlt_le_dec 0 (y1 / top)) as [P | P]; [exact P |]. exfalso.
      pose proof (Rmult_le_compat_l (sqrt 2) _ _ (Rlt_le _ _ S0) P). rewrite Rmult_0_r in *. lra. }
    apply (Rmult_lt_compat_r top) in P; [| exact top_positive].
    unfold Rdiv in P. rewrite Rmult_assoc, Rinv_l in P by lra. lra. }
  pose proof (value_not_negative top y1 top_positive Y) as C.
  assert (K0 : 0 <= sqrt 2 * (y1 / top)) by (apply Rmult_le_pos; lra).
  apply (not_both m N top y1 top_positive (@OptimisationFields.euclidean_over R_archimedean (S (S (S N)))) (sqrt 2 *
    (y1 / top)) rho Y L) with (n := n) (x := x).
  - intros s t r Hs Ht.
    apply (@Distances.corners_ball R_field 2 (S N) (y1 / top) (sqrt 2 * (y1 / top)) Distances.two_positive C K0); [|
      exact Hs | exact Ht].
    rewrite !power_real, two_real. set (c := y1 / top). change ((sqrt 2 * c) ^ 2 <= 2 * c ^ 2).
    apply Req_le. transitivity (sqrt 2 * sqrt 2 * c ^ 2); [ring | rewrite sqrt_sqrt by lra; reflexivity].
  - apply (within_euclidean_abstract _ rho _ _ x (fun s => iff_refl _)), X.
  - apply (within_euclidean_abstract _ rho _ _ x (fun s => iff_refl _)), Z.
Qed.
End Norms.

Lemma above_0 top n q : 0 < q -> q ^ n < top -> 0 < top.
Proof. intros Q H. pose proof (pow_lt q n Q). lra. Qed.
Lemma above_0' top n q : 0 < q -> q ^ n <= top -> 0 < top.
Proof. intros Q H. pose proof (pow_lt q n Q). lra. Qed.
Ltac conditions :=
  first [ assumption | lra | eapply above_0; [| eassumption]; lra | eapply above_0'; [| eassumption]; lra ].
(** At most as far as the theorem says, or below 0, where nothing is near. *)
Ltac near_enough rho :=
  first
    [ left; first [eassumption | lra]
    | left; match goal with |- _ < 2 * ?c => assert (0 <= c) by (apply pow_le, value_not_negative; conditions) end; lra
    | left; eapply Rle_lt_trans; [| eassumption]; apply pow_incr; lra
    | destruct (Rlt_le_dec rho 0);
      [ right; first [left; assumption | assumption]
      | left; first [ lra | eapply Rle_lt_trans; [| eassumption]; lra
        | eapply Rlt_le_trans; [eassumption |]; apply Rmult_le_compat_r; [apply value_not_negative; conditions | apply
          sqrt_le_1; lra] ] ] ].
Ltac prove_D L :=
  intros m N top y1 first; intros;
  exists (known_from_one m N top y1); split; [intros; apply known_admissible |];
  let rho := fresh "rho" in intros rho; intros; cbv zeta; apply bounds_any; apply L; [conditions.. | near_enough rho].
Ltac prove_RealBarriers_D_real_lp := prove_D lp_not_both.
Ltac prove_RealBarriers_D_real_linf := prove_D linf_not_both.
Ltac prove_RealsDigits_D_real_euclidean := prove_D euclidean_not_both.

(** ** Where one point is near to all solutions: y_1 = 1 or -1, one row *)

Definition says_it (x : nat -> R) : recipe unit (nat -> R) := says x.
Lemma one_point (right : fork -> (nat -> R) -> Prop) (x : nat -> R) information first : (forall iota, is_input first
  iota -> right iota x) ->
  K_bounds_real right information first -> False.
Proof.
  intros X B. destruct (B sure (follow _ (says_it x)) 1) as [C _]; try (intros; exact I); [| lra].
  intros iota H. apply sure_at_least; [| lra]. apply (follow_ends (says_it x) _ _ _ (Some x) eq_refl). exact (X iota H).
Qed.
Definition plane (u v : R) (j : nat) : R := match j with 0%nat => u | 1%nat => v | _ => 0 end.
Definition middle := plane (1 / 2) (1 / 2).
Lemma program_solved iota : is_input 1 iota ->
  exists u v, program_solutions 0 0 1 1 iota (plane u v) /\ (u = 1 /\ v = 0 \/ u = 0 /\ v = 1).
Proof.
  assert (Q1 : forall n, (1 <= n)%nat -> 0 < (1 / 4) ^ n <= 1 / 4).
  { intros n Hn. split; [apply pow_lt; lra |]. destruct n as [| n]; [lia |]. simpl.
    pose proof (pow_incr (1 / 4) 1 n ltac:(lra)) as L. rewrite pow1 in L. lra. }
  intros H.
  assert (E : forall u v, 0 <= u -> 0 <= v -> u + v = 1 -> (entry_1 1 iota < entry_2 1 iota -> u = 0) ->
    (entry_2 1 iota < entry_1 1 iota -> v = 0) -> program_solutions 0 0 1 1 iota (plane u v)).
  { intros u v U V W Zu Zv.
    assert (P : 0 < entry_1 1 iota /\ 0 < entry_2 1 iota /\ Rmax (entry_1 1 iota) (entry_2 1 iota) = 1).
    { destruct iota as [| [|] n]; try (pose proof (Q1 n H)); cbn [entry_1 entry_2] in *; (split; [lra |]; split; [lra
      |]);
        first [apply Rmax_left; lra | apply Rmax_right; lra]. }
    destruct P as (P1 & P2 & P3). apply (D_solutions 0 0 _ _ 1 (plane u v) P1 P2 Rlt_0_1). exists u, v.
    split; [intros j _; reflexivity |]. rewrite P3, W. repeat split; auto; lra. }
  destruct iota as [| [|] n].
  - exists 1, 0. split; [apply E; cbn [entry_1 entry_2]; lra | left; auto].
  - pose proof (Q1 n H). exists 1, 0. split; [apply E; cbn [entry_1 entry_2]; lra | left; auto].
  - pose proof (Q1 n H). exists 0, 1. split; [apply E; cbn [entry_1 entry_2]; lra | right; auto].
Qed.
Lemma sides u v : (u = 1 /\ v = 0 \/ u = 0 /\ v = 1) -> Rabs (1 / 2 - u) = 1 / 2 /\ Rabs (1 / 2 - v) = 1 / 2.
Proof.
  intros [[-> ->] | [-> ->]]; split;
    first [rewrite Rabs_pos_eq by lra; lra | rewrite <- Rabs_Ropp, Rabs_pos_eq by lra; lra].
Qed.
Lemma middle_l1 iota : is_input 1 iota -> within_lp 1 3 1 (program_solutions 0 0 1 1 iota) middle.
Proof.
  intros H e E. destruct (program_solved iota H) as (u & v & S & C). destruct (sides u v C) as [A B].
  exists (plane u v). split; [exact S |]. split; [lra |]. simpl.
  rewrite A, B. replace (0 - 0) with 0 by lra. rewrite Rabs_R0. lra.
Qed.
Lemma middle_linf iota : is_input 1 iota -> within_linf 3 (1 / 2) (program_solutions 0 0 1 1 iota) middle.
Proof.
  intros H e E. destruct (program_solved iota H) as (u & v & S & C). destruct (sides u v C) as [A B].
  exists (plane u v). split; [exact S |]. split; [lra |]. intros [| [| j]] _; simpl; [rewrite A; lra | rewrite B; lra
    |].
  replace (0 - 0) with 0 by lra. rewrite Rabs_R0. lra.
Qed.
Lemma middle_euclidean iota : is_input 1 iota -> within_euclidean 3 (sqrt 2 / 2) (program_solutions 0 0 1 1 iota)
  middle.
Proof.
  intros H e E. destruct (program_solved iota H) as (u & v & S & C). exists (plane u v). split; [exact S |].
  match goal with |- sqrt ?a <= _ => replace a with (1 / 2) end.
  - pose proof (sqrt_pos 2). assert (sqrt (1 / 2) = sqrt 2 / 2); [| lra]. apply sqrt_lem_1; [lra | lra |].
    replace (sqrt 2 / 2 * (sqrt 2 / 2)) with (sqrt 2 * sqrt 2 / 4) by field. rewrite sqrt_sqrt by lra. lra.
  - simpl. destruct C as [[-> ->] | [-> ->]]; field.
Qed.

(** With y_1 = -1 only the third column is of use. *)
Definition third (j : nat) : R := match j with 2%nat => 1 | _ => 0 end.
Lemma third_right iota : is_input 1 iota -> within_lp 2 3 0 (program_solutions 0 0 1 (-1) iota) third.
Proof.
  intros H e E. exists third. split; [| split; [lra |]].
  - assert (A : 0 <= entry_1 1 iota /\ 0 <= entry_2 1 iota).
    { destruct iota as [| [|] n]; cbn [entry_1 entry_2]; try (pose proof (pow_incr (1 / 4) 1 n ltac:(lra)) as L;
      rewrite pow1 in L);
        split; lra. }
    destruct A as [A B]. unfold program_solutions, real_solution. set (a := entry_1 1 iota) in *. set (b := entry_2 1
      iota) in *.
    clearbody a b. split; [split |].
    + intros [| [| [| j]]] _; simpl; lra.
    + intros [| i] Hi; [simpl; lra | lia].
    + intros x [P F]. specialize (F O ltac:(lia)). pose proof (P 0%nat ltac:(lia)). pose proof (P 1%nat ltac:(lia)).
      simpl in *. pose proof (Rmult_le_pos a (x 0%nat) A ltac:(assumption)). pose proof (Rmult_le_pos b (x 1%nat) B
        ltac:(assumption)). lra.
  - simpl. replace (0 - 0) with 0 by lra. replace (1 - 1) with 0 by lra. rewrite Rabs_R0. nra.
Qed.

Definition wrong_answers (_ : fork) : oracle := fun _ _ => 5%Q.
Lemma wrong_limit : ~ real_admissible (program_evaluation 0 0 1 1 Limit) (wrong_answers Limit).
Proof.
  intros A. destruct (A 0%nat 0%nat) as [_ E]. change (program_evaluation 0 0 1 1 Limit 0) with 1 in E.
  change (wrong_answers Limit 0%nat 0%nat) with 5%Q in E. replace (Q2R 5) with 5 in E by (unfold Q2R; simpl; lra).
  apply abs_bounds in E. simpl in E. lra.
Qed.

Ltac side := first [ lra | simpl; replace (-1 / 1) with (-1) by field; lra | apply le_n | lia | simpl; lra
  | replace (1 / 1) with 1 by field; pose proof (sqrt_lt_R0 2 ltac:(lra)); pose proof (sqrt_lt_1 2 3 ltac:(lra)
    ltac:(lra) ltac:(lra)); lra ].
Ltac sided m := repeat lazymatch type of m with
  | let _ := _ in _ => cbv zeta in m
  | ?A -> ?B => lazymatch type of A with Prop => let a := fresh in assert (a : A) by (clear m; side); specialize (m a)
    end
  end.
Ltac program_given m y1 := specialize (m O O 1 y1 1%nat); sided m.
Ltac with_rho m rho L :=
  lazymatch type of m with
  | ex _ => let i := fresh in destruct m as (i & _ & m); specialize (m rho); sided m; destruct m as [m _];
      first [exact (one_point _ middle i 1 L m) | exact (one_point _ third i 1 L m)]
  | _ => specialize (m wrong_answers); destruct m as [m _]; exact (wrong_limit (m Limit Logic.I))
  end.
Ltac refute_RealBarriers_D_real_linf m := program_given m 1; with_rho m (1 / 2) middle_linf.
Ltac refute_RealsDigits_D_real_euclidean m := program_given m 1; with_rho m (sqrt 2 / 2) middle_euclidean.
Ltac refute_RealBarriers_D_real_lp m :=
  first
    [ program_given m 1; specialize (m 1%nat); sided m; with_rho m 1 middle_l1
    | program_given m (-1); specialize (m 2%nat); sided m; with_rho m 0 third_right ].
