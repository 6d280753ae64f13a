(** * Mutants of B2 for general algorithms: the vectors of RefuteTraining.v that are right about all training sets, and
  a
    coin between labels and the solution for the limit *)

From Coq Require Import QArith Qabs List Lqa Lia PeanoNat.
From Barriers Require Import OrderedFields Archimedean ProbabilitySpaces Algorithms Computation GeneralAlgorithms.
From Barriers Require Import GeneralFamilies GeneralResults Entries Networks Minimisers Training TrustBarriers.
From Barriers Require VacuityGeneral.
From Mutants Require Import Verdicts Instances RefuteMinimisers RefuteTraining RefuteGeneral.
From Mutants Require Germs Clouds.
Import ListNotations.
Open Scope Q_scope.

Local Notation Xi_of := (@Training.Xi K).

(** ** What holds: for all a > 0 *)

Section Any.
Variables (d : nat) (N : list nat) (a close epshat : Q) (r : nat) (R : cost K).
Hypothesis r_large : (P N + 2 <= r)%nat.
Hypothesis R_cost : cost_function_within r close epshat R.
Lemma B2_any alpha (F : ordered_field) (P : probability_space F)
    (A : general_algorithm (given (information d a r) (fun _ => True)) (outcome P) (vector K)) (b : F) :
  (2 <= d)%nat -> 0 < a -> 2 * alpha < kappa close \/ 3 * alpha < kappa close ->
  (forall m, ProbabilitySpaces.event P (ends_by m A (information d a r 0) (accurate max_metric alpha (Xi d N a epshat r
    R 0)))) ->
  (forall n, at_least P (ends A (information d a r n) (accurate max_metric alpha (Xi d N a epshat r R n))) b) ->
  (b <= $(1 # 2))%F.
Proof.
  intros Hd Ha L. apply (GeneralAlgorithms.jump_half P (information d a r) (fun n => accurate max_metric alpha (Xi d N a
    epshat r R n))).
  - intros n. exists n. auto.
  - exact (jump_answered_alike (coordinate d a r)).
  - intros n x Hn. apply (excluded_any d N a close epshat r R r_large R_cost alpha n x Hd Ha L Hn).
Qed.
End Any.
Ltac prove_GeneralResults_B2_general :=
  first
    [ intros d N a close epshat r R; intros; eapply (B2_any d N a close epshat r R); asked
    | exists 2%nat, [3%nat], 1, 0, 0, 20%nat, Minimisers.sup_cost; intros;
      eapply (B2_general 2 [3%nat] 1 0 0 20 Minimisers.sup_cost); eassumption
    | intros; exists 0, Q_field, (faces 0), (follow _ says_nothing), 0; intros; vm_compute; discriminate ].

(** ** One output on the one outcome; two on two *)

Lemma says_likely {M} D o (G : M -> Prop) v : G v -> at_least (faces 0) (ends (follow D (says v)) o G) 1.
Proof.
  intros H. eapply (likely 0); [apply hit; [| apply counted_none] | reflexivity].
  apply (follow_ends (D := D) (says v) o G O (Some v) eq_refl), H.
Qed.
Lemma says_event {M} m D o (G : M -> Prop) v : G v -> ProbabilitySpaces.event (faces 0) (ends_by m (follow D (says v)) o
  G).
Proof.
  intros H. apply (an_event 0 _ (1 + 0)). apply hit; [| apply counted_none].
  apply (follow_ends_by (D := D) m (says v) o G O (Some v) eq_refl). split; [intros k l [] | exact H].
Qed.
Definition first_or {M} (x y : M) : recipe nat M := {| reads := fun _ => []; answer := fun w _ => Some (if (w =? 0)%nat
  then x else y) |}.
Lemma coin_likely {M} D o (G : M -> Prop) x y : G x \/ G y -> at_least (faces 1) (ends (follow D (first_or x y)) o G) (1
  # 2).
Proof.
  intros H. set (g := fun w => ends (follow D (first_or x y)) o G w).
  assert (E : forall w, (if (w =? 0)%nat then G x else G y) -> g w).
  { intros w W. apply (follow_ends (D := D) (first_or x y) o G w (Some (if (w =? 0)%nat then x else y)) eq_refl).
    destruct (w =? 0)%nat; exact W. }
  destruct H as [H | H].
  - exists (fun w => w = O), ((0 + (1 + 0)) / total 1)%Q. split; [| split; [intros w ->; exact (E O H) | discriminate]].
    exists (fun w => (w =? 0)%nat). split; [intros w _; rewrite Nat.eqb_eq; reflexivity | reflexivity].
  - exists (fun w => w <> O), ((1 + (0 + 0)) / total 1)%Q. split; [| split; [intros [| w] W;
    [destruct (W eq_refl) | exact (E (S w) H)] | discriminate]].
    exists (fun w => negb (w =? 0)%nat). split; [intros w _; rewrite Bool.negb_true_iff, Nat.eqb_neq;
      reflexivity | reflexivity].
Qed.
Lemma coin_event {M} m D o (G : M -> Prop) x y : ~ G x -> G y -> ProbabilitySpaces.event (faces 1) (ends_by m (follow D
  (first_or x y)) o G).
Proof.
  intros X Y. apply (an_event 1 _ (1 + (0))). apply hit; [| apply miss; [| apply counted_none]].
  - apply (follow_ends_by (D := D) m (first_or x y) o G 1%nat (Some y) eq_refl). split; [intros k l [] | exact Y].
  - intros H. apply (follow_ends_by (D := D) m (first_or x y) o G O (Some x) eq_refl) in H. exact (X (proj2 H)).
Qed.

Lemma halves_right : accurate max_metric 0 (Xi_of 2 [1%nat] 1 0 4 sup_cost O) halves.
Proof. apply Xi_accurate; [discriminate | exact halves_at_0]. Qed.
Lemma either_right n : accurate max_metric 0 (Xi_of 2 [1%nat] 1 0 4 sup_cost n) (labels 4) \/
  accurate max_metric 0 (Xi_of 2 [1%nat] 1 0 4 sup_cost n) halves.
Proof.
  destruct n as [| n]; [right; exact halves_right | left; apply Xi_accurate; [discriminate | apply labels_right; lia]].
Qed.

(** Without events, by Clouds.v: evaluation 3 of member n is 4^-n / 190, of the limit 0. *)
Definition small_spot (n : nat) : nat * nat := (3%nat, 2 * n + 12)%nat.
Definition sees_small (n : nat) (v : Q) : bool := negb (Qle_bool v ((1 # 400) * power (1 # 4) n)).
Lemma small_level n : power (1 # 2) (2 * n + 12) == (1 # 4096) * power (1 # 4) n.
Proof.
  induction n as [| n IH]; [reflexivity |]. replace (2 * S n + 12)%nat with (S (S (2 * n + 12))) by lia.
  cbn [power]. rewrite IH. ring.
Qed.
Lemma quarter_is n : (Entries.quarter (K := K) n : Q) == power (1 # 4) n.
Proof.
  induction n as [| n IH]; [reflexivity |].
  change ((@of_Q K (1 # 4) : Q) * (Entries.quarter (K := K) n : Q) == (1 # 4) * power (1 # 4) n). rewrite IH.
  apply Qmult_comp; [vm_compute; reflexivity | reflexivity].
Qed.
Lemma evaluation_3 n : coordinate (K := K) 2 1 4 (S n) 3 == (1 # 190) * power (1 # 4) (S n).
Proof.
  change ((Classification.eps (K := K) 4 : Q) * (Entries.quarter (K := K) (S n) : Q) * 1 == (1 # 190) * power (1 # 4) (S
    n)).
  rewrite quarter_is, Qmult_1_r. apply Qmult_comp; [vm_compute; reflexivity | reflexivity].
Qed.
Lemma told_3 n l : Qabs (information 2 1 4 n 3%nat l - coordinate (K := K) 2 1 4 n 3%nat) <= power (1 # 2) l.
Proof. apply (B2_admissible 2 1 4 ltac:(split; discriminate) n 3%nat l). Qed.
Lemma training_unseen : Clouds.unseen small_spot sees_small (information 2 1 4 O).
Proof.
  intros j. unfold sees_small. rewrite Bool.negb_false_iff. apply Qle_bool_iff. unfold asked. cbn [small_spot fst snd].
  pose proof (told_3 O (2 * j + 12)%nat) as C. change (coordinate (K := K) 2 1 4 O 3%nat) with 0 in C.
  rewrite small_level in C. apply Qabs_Qle_condition in C.
  assert (0 < power (1 # 4) j) by (apply power_positive; reflexivity). lra.
Qed.
Lemma training_seen n : sees_small (S n) (asked (information 2 1 4 (S n)) (small_spot (S n))) = true.
Proof.
  unfold sees_small. rewrite Bool.negb_true_iff. apply Bool.not_true_iff_false. rewrite Qle_bool_iff.
  unfold asked. cbn [small_spot fst snd]. pose proof (told_3 (S n) (2 * S n + 12)%nat) as C.
  rewrite small_level, evaluation_3 in C. apply Qabs_Qle_condition in C.
  assert (0 < power (1 # 4) (S n)) by (apply power_positive; reflexivity). lra.
Qed.
Definition watches : recipe Clouds.spot (vector K) := Clouds.watch small_spot sees_small halves (labels (K := K) 4).
Lemma small_deep : (1 <= snd (small_spot 1))%nat. Proof. cbn. lia. Qed.
Definition over_half : Germs.germs := (of_Q (1 # 2) + Germs.tiny)%F.
Lemma watches_right D n : at_least Clouds.halves (ends (follow D watches) (information 2 1 4 n) (accurate max_metric 0
  (Xi_of 2 [1%nat] 1 0 4 sup_cost n))) over_half.
Proof.
  destruct n as [| n].
  - apply Clouds.right_unseen; [exact training_unseen | exact halves_right].
  - apply (Clouds.right_seen _ _ _ _ _ _ _ (training_seen n)). apply Xi_accurate; [discriminate | apply labels_right;
    lia].
Qed.
Lemma halves_wrong : ~ accurate max_metric 0 (Xi_of 2 [1%nat] 1 0 4 sup_cost 1%nat) halves.
Proof.
  intros H. refine (excluded_any 2 [1%nat] 1 0 0 4%nat sup_cost _ (sup_cost_within 4) 0 1%nat halves _ _ _ _
    halves_right H);
    [vm_compute; lia | lia | reflexivity | left; reflexivity | lia].
Qed.
Ltac B2_without_events m :=
  specialize (m 2%nat [1%nat] 1 0 0 4%nat (@sup_cost K)); met_by ltac:(fun _ => given) m;
  specialize (m 0 Germs.germs Clouds.halves (follow _ watches) over_half);
  repeat lazymatch type of m with
    | ?A -> _ => let a := fresh in assert (a : A) by (clear m; lazymatch goal with
        | |- _ < _ => reflexivity
        | |- forall n, at_least _ _ _ => intros n; apply watches_right
        | |- ex _ => exists O; apply Clouds.none_at_0; exact small_deep
        | |- _ => first
            [ intros ?; apply Clouds.none_first; [exact (training_seen O) | exact labels_wrong]
            | intros ?; apply Clouds.none_unseen; [exact training_unseen | exact halves_wrong |
                left; apply Xi_accurate; [discriminate | apply labels_right; lia]] ]
        end); specialize (m a)
    end;
  exact (Clouds.more_than_half m).

Ltac B2_meets tac m :=
  repeat lazymatch type of m with
    | ?A -> _ =>
        let a := fresh in
        assert (a : A) by (clear m; lazymatch goal with |- _ < _ => number | |- _ <= _ => number | |- _ => tac () end);
        specialize (m a)
    end.
Ltac B2_concludes m := clear - m; vm_compute in m; first [discriminate m | exact (m eq_refl)].
Ltac refute_GeneralResults_B2_general m :=
  let one := constr:([1%nat]) in
  let start d N a r R := (specialize (m d N a 0 0 r R); met_by ltac:(fun _ => given) m) in
  let sure d N a r R alpha v acc := timeout 2
    (start d N a r R; specialize (m alpha Q_field (faces 0) (follow _ (says v)) 1);
     B2_meets ltac:(fun _ => lazymatch goal with
       | |- context [ProbabilitySpaces.event] => exact (fun m => says_event m _ _ _ v (acc O))
       | |- forall n, at_least _ _ _ => exact (fun n => says_likely _ _ _ v (acc n))
       | |- ex _ => exact (ex_intro _ O (says_likely _ _ _ v (acc O))) end) m; B2_concludes m) in
  let coin q := timeout 2 (start 2%nat one 1 4%nat (@sup_cost K);
    specialize (m 0 Q_field (faces 1) (follow _ (first_or (labels (K := K) 4) halves)) q);
    B2_meets ltac:(fun _ =>
      lazymatch goal with
      | |- context [ProbabilitySpaces.event] => exact (fun m => coin_event m _ _ _ _ _ labels_wrong halves_right)
      | |- _ => first [ exact (fun n => coin_likely _ _ _ _ _ (either_right n)) | intros;
        apply VacuityGeneral.nothing_is_certain ]
      end) m; B2_concludes m) in
  first
    [ sure 1%nat one 1 4%nat (@sup_cost K) 0 halves right_on_one_input
    | sure 2%nat one 0 4%nat (@sup_cost K) 0 halves right_at_one_point
    | sure 2%nat one 1 0%nat (@sup_cost K) 0 (@nil Q) right_about_nothing
    | sure 2%nat [3%nat] 1 5%nat (@sup_cost K) 0 (labels (K := K) 5) right_about_5
    | sure 2%nat one 1 4%nat no_cost 0 halves right_for_no_cost
    | coin (1 # 2)
    | timeout 2 (start 2%nat one 1 4%nat (@sup_cost K); specialize (m 0 Q_field (faces 0) (follow _ (says halves)) 1);
      B2_meets ltac:(fun _ => lazymatch goal with
        | |- context [ProbabilitySpaces.event] => exact (fun m => says_event m _ _ _ halves halves_right)
        | |- ex _ => exact (ex_intro _ O (says_likely _ _ _ halves halves_right)) end) m;
      B2_concludes m)
    | timeout 2 (start 2%nat one 1 4%nat (@sup_cost K);
      specialize (m 0 Q_field (faces 1) (follow _ (first_or (labels (K := K) 4) halves)) 0);
      B2_meets ltac:(fun _ => lazymatch goal with
        | |- context [ProbabilitySpaces.event] => exact (fun m => coin_event m _ _ _ _ _ labels_wrong halves_right)
        | |- _ => intros; apply VacuityGeneral.nothing_is_certain end) m;
      B2_concludes m)
    | sure 2%nat one 1 4%nat (@sup_cost K) (1 # 4) (between (K := K) 4) right_in_between
    | B2_without_events m ].
