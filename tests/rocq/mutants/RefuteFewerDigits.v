(** * Mutants of C1 (ii) and (iii) over fields: all outputs are wrong on one input

    One digit fewer, k = 0: the strong entry is 200/3, with c = 3/200; the accuracy is 1/10. *)

From Coq Require Import QArith Qabs List Lqa Lia PeanoNat.
From Barriers Require Import OrderedFields Archimedean Algorithms Computation Sharpness GeneralFields.
From Barriers Require Import Sums Optimisation Distances Entries Digits OptimisationFields SharpnessFields
  VacuityFields.
From Mutants Require Import Verdicts RefuteFields RefuteFieldsForks RefuteOptimisationFields
  RefuteSharpnessFieldsPrograms StrongerSharpnessFields StrongerDigitsFields.
Import ListNotations.
Open Scope Q_scope.

(** What is never right: readers of which no answer is, whatever they read, and so the algorithm of C1 (ii). *)
Lemma never_right {M} o (G : M -> Prop) k1 k2 s1 s2 l n p : ~ G s1 -> ~ G s2 ->
  attains o G n (reader k1 k2 s1 s2 l) p -> p <= 0.
Proof.
  intros N1 N2 B.
  assert (N : forall t p, attains o G n t p -> (exists l, t = reader k1 k2 s1 s2 l \/
    exists u, t = Read k2 l (fun v => if Qlt_le_dec (2 * power (1 # 2) l) (u - v) then Output s1
          else if Qlt_le_dec (2 * power (1 # 2) l) (v - u) then Output s2
          else reader k1 k2 s1 s2 (S l))) \/ t = Output s1 \/ t = Output s2 -> p <= 0).
  { clear B p l. intros t p B. induction B as [| x p H L | | k n' next p L B IH];
    intros [(l & [Y | (u & Y)]) | [Y | Y]];
      try (rewrite (exposed_same (reader k1 k2 s1 s2 l)) in Y; cbn in Y); try discriminate; try assumption.
    - injection Y as ->. contradiction.
    - injection Y as ->. contradiction.
    - injection Y as -> -> ->. apply IH. left. exists l. right. exists (o k1 l). reflexivity.
    - injection Y as -> -> ->. apply IH. cbv beta. destruct (Qlt_le_dec _ _); [right; left; reflexivity |].
      destruct (Qlt_le_dec _ _); [right; right; reflexivity |]. left. exists (S l). left. reflexivity. }
  apply (N _ _ B). left. exists l. left. reflexivity.
Qed.
Section Wrong.
Context (p : program_over KQ) (strong weak t : Q) (l n : nat) (o : oracle) (G : (nat -> KQ) -> Prop).
Let cs := coefficient (K := FQ) p strong.
Let cw := coefficient (K := FQ) p weak.
Lemma all_wrong : ~ G (middle (K := KQ) cs) -> ~ G (pair (K := FQ) cw 0) -> ~ G (pair (K := FQ) 0 cw) ->
  ~ attains o G n (fewer_digits_over (K := KQ) p strong weak t l) 1.
Proof.
  intros A B C H. assert (1 <= 0); [| lra]. inversion H as [| | | ? ? ? ? L H']; subst; [assumption |].
  inversion H' as [| | | ? ? ? ? L' H'']; subst; [assumption |]. cbv beta in H''.
  assert (Out : forall x, ~ G x -> attains o G n (Output x) 1 -> 1 <= 0).
  { intros x N X. apply attains_output_inv in X as [X | X]; [exact X | contradiction]. }
  destruct (Qlt_le_dec _ _); [apply (Out _ A H'') |]. destruct (Qlt_le_dec _ _); [apply (Out _ A H'') |].
  apply (never_right _ _ _ _ _ _ _ _ _ B C H'').
Qed.
(** Without answers the reader does not come to an end. *)
Lemma all_vain : ~ G (middle (K := KQ) cs) -> (forall l, o 0%nat l = o 1%nat l) ->
  ~ attains o G n (fewer_digits_over (K := KQ) p strong weak t l) 1.
Proof.
  intros A E H. assert (1 <= 0); [| lra]. inversion H as [| | | ? ? ? ? L H']; subst; [assumption |].
  inversion H' as [| | | ? ? ? ? L' H'']; subst; [assumption |]. cbv beta in H''.
  assert (Out : forall x, ~ G x -> attains o G n (Output x) 1 -> 1 <= 0).
  { intros x N X. apply attains_output_inv in X as [X | X]; [exact X | contradiction]. }
  destruct (Qlt_le_dec _ _); [apply (Out _ A H'') |]. destruct (Qlt_le_dec _ _); [apply (Out _ A H'') |].
  apply (vain _ _ _ _ _ _ _ _ _ E H'').
Qed.
(** A threshold above all that is read. *)
Lemma all_low : (forall l, o 0%nat l <= t /\ o 1%nat l <= t) -> ~ G (pair (K := FQ) cw 0) -> ~ G (pair (K :=
  FQ) 0 cw) ->
  ~ attains o G n (fewer_digits_over (K := KQ) p strong weak t l) 1.
Proof.
  intros A B C H. assert (1 <= 0); [| lra]. inversion H as [| | | ? ? ? ? L H']; subst; [assumption |].
  inversion H' as [| | | ? ? ? ? L' H'']; subst; [assumption |]. cbv beta in H''.
  destruct (Qlt_le_dec t (o 0%nat l)) as [X |]; [destruct (A l); lra |].
  destruct (Qlt_le_dec t (o 1%nat l)) as [X |]; [destruct (A l); lra |].
  apply (never_right _ _ _ _ _ _ _ _ _ B C H'').
Qed.
(** At level 0 alone, where both entries have the same answer. *)
Lemma low_level : ~ G (middle (K := KQ) cs) -> o 0%nat 0%nat = o 1%nat 0%nat ->
  ~ attains o G 0 (fewer_digits_over (K := KQ) p strong weak t l) 1.
Proof.
  intros A E H. assert (1 <= 0); [| lra]. inversion H as [| | | ? ? ? ? L H']; subst; [assumption |].
  inversion H' as [| | | ? ? ? ? L' H'']; subst; [assumption |]. cbv beta in H''.
  assert (Out : forall x, ~ G x -> attains o G 0 (Output x) 1 -> 1 <= 0).
  { intros x N X. apply attains_output_inv in X as [X | X]; [exact X | contradiction]. }
  destruct (Qlt_le_dec _ _); [apply (Out _ A H'') |]. destruct (Qlt_le_dec _ _); [apply (Out _ A H'') |].
  rewrite (exposed_same (reader 0 1 _ _ 0)) in H''. cbn [exposed reader] in H''.
  inversion H'' as [| | | ? ? ? ? L1 H3]; subst; [assumption |]. inversion H3 as [| | | ? ? ? ? L2 H4]; subst;
    [assumption |].
  cbv beta in H4. rewrite E in H4. change (power (1 # 2) 0) with 1 in H4.
  destruct (Qlt_le_dec (2 * 1) (o 1%nat 0%nat - o 1%nat 0%nat)); [lra |].
  rewrite (exposed_same (reader 0 1 _ _ 1)) in H4. cbn [exposed reader] in H4.
  inversion H4 as [| | | ? ? ? ? L3 H5]; subst; [assumption | lia].
Qed.
End Wrong.

(** ** Solutions *)

Lemma one_at n (top c : Q) (s : nat -> Q) : (1 <= n)%nat -> admitted (K := FQ) p3 top -> 1 # 4 <= top -> 1 / top == c ->
  inverse_solutions (K := FQ) p3 0 0 all_ones zeros top (Member One n) s -> s 0%nat == c /\ s 1%nat == 0.
Proof.
  intros Hn A T <- H. pose proof (admitted_positive (K := FQ) p3 top A) as P. change (0 < top) in P. apply only_first.
  refine (proj1 (solutions_one (K := FQ) p3 0 0 all_ones zeros top 1 A _ _ n s Hn) H).
  - intros j. split; [apply Qle_refl | exact P].
  - exact T.
Qed.
(** The third entry 3/5, the first two 51/100 and less. *)
Lemma third_of_small (s : nat -> Q) : inverse_solutions (K := FQ) p3 0 1 all_ones (column (3 # 5)) (51 # 100) (Member
  One 1) s ->
  s 2%nat == 5 # 3 /\ s 1%nat == 0.
Proof.
  intros H.
  assert (R : forall j, (j < 3)%nat -> 0 <= inverse_matrix (K := FQ) 0 all_ones (column (3 # 5))
    (first_entry (K := FQ) (51 # 100) (Member One 1)) (second_entry (K := FQ) (51 # 100) (Member One 1)) O j <= 3 # 5).
  { intros [| [| [| j]]] Hj; [split; rational.. | lia]. }
  assert (X : solution (K := FQ) 3 (inverse_matrix (K := FQ) 0 all_ones (column (3 # 5))
    (first_entry (K := FQ) (51 # 100) (Member One 1)) (second_entry (K :=
      FQ) (51 # 100) (Member One 1))) (3 # 5) p3 (at3 (5 # 3))).
  { split; [| vm_compute; reflexivity]. intros [| [| [| j]]] Hj; [split; [rational | intros _; reflexivity].. | | lia].
    split; [rational |]. intros B. vm_compute in B. discriminate B. }
  assert (Ad : admitted (K := FQ) p3 (3 # 5)) by (split; rational).
  pose proof (proj1 (minimiser_solution (K := FQ) 0 3 _ (3 # 5) p3 R ltac:(intros;
    lia) Ad (at3 (5 # 3)) X s) H) as [Pk S].
  pose proof (proj2 (Pk 0%nat ltac:(lia)) ltac:(rational)) as Z0.
    pose proof (proj2 (Pk 1%nat ltac:(lia)) ltac:(rational)) as Z1.
  change (s 0%nat == 0) in Z0. change (s 1%nat == 0) in Z1. change (0 + s 0%nat + s 1%nat + s 2%nat == 1 * / (3 # 5))
    in S.
  split; [| exact Z1]. assert (E : 1 * / (3 # 5) == 5 # 3) by reflexivity. lra.
Qed.

Lemma weak_one (s : nat -> Q) : inverse_solutions (K := FQ) p3 0 0 all_ones zeros (20 # 3) (Member One 1) s ->
  s 0%nat == 3 # 20 /\ s 1%nat == 0.
Proof. apply one_at; [lia | split; rational | rational | rational]. Qed.
Lemma weak_three (s : nat -> Q) : inverse_solutions (K := FQ) p3 0 0 all_ones zeros (20 # 3) (Member One 3) s ->
  s 0%nat == 3 # 20 /\ s 1%nat == 0.
Proof. apply one_at; [lia | split; rational | rational | rational]. Qed.
(** With the entries 1/4 and -3/4 the second column is used, with the other sign. *)
Lemma negative_second (s : nat -> Q) : inverse_solutions (K := FQ) (P3 (1 # 8)) 0 0 all_ones zeros (1 # 4) (Member One
  0) s -> s 1%nat <= -1 # 1 /\ True.
Proof.
  intros [_ Min]. split; [| exact I].
  assert (O : objective (K := FQ) (P3 (1 # 8)) 1 2 (inverse_matrix (K := FQ) 0 all_ones zeros (first_entry (K :=
    FQ) (1 # 4) (Member One 0))
    (second_entry (K := FQ) (1 # 4) (Member One 0))) e1 (pair (K := FQ) 0 (-4 # 3)) (1 # 6)) by (exists 0; split;
      [rational | split; rational]).
  destruct (Min _ _ O) as (r & R & B & V). change (0 <= r) in R.
  change (0 + (0 + (1 # 4) * s 0%nat + ((1 # 4) - 1) * s 1%nat - 1) * (0 + (1 # 4) * s 0%nat + ((1 # 4) - 1) * s 1%nat
    - 1) <= r * r) in B.
  change ((1 # 8) * (0 + fabs (K := FQ) (s 0%nat) + fabs (K := FQ) (s 1%nat)) + r <= 1 # 6) in V.
  assert (F : (1 # 8) * (0 + fabs (K := FQ) (s 0%nat) + fabs (K :=
    FQ) (s 1%nat)) == (1 # 8) * Qabs (s 0%nat) + (1 # 8) * Qabs (s 1%nat)).
  { rewrite (abs_rational (s 0%nat)), (abs_rational (s 1%nat)). ring. }
  rewrite F in V. pose proof (Qle_Qabs (s 0%nat)) as A0. pose proof (Qle_Qabs (s 1%nat)) as A1.
  pose proof (Qle_Qabs (- s 1%nat)) as A2. rewrite Qabs_opp in A2.
  pose proof (Qabs_nonneg (s 0%nat)). pose proof (Qabs_nonneg (s 1%nat)).
  assert (D : 1 - (1 # 4) * s 0%nat + (3 # 4) * s 1%nat <= r) by nra. lra.
Qed.
Lemma strong_one (s : nat -> Q) : inverse_solutions (K := FQ) p3 0 0 all_ones zeros (200 # 3) (Member One 1) s ->
  s 0%nat == 3 # 200 /\ s 1%nat == 0.
Proof. apply one_at; [lia | split; rational | rational | rational]. Qed.
Lemma small_one (s : nat -> Q) : inverse_solutions (K := FQ) p3 0 0 all_ones zeros (6 # 10) (Member One 1) s ->
  s 0%nat == 5 # 3 /\ s 1%nat == 0.
Proof. apply one_at; [lia | split; rational | rational | rational]. Qed.

Ltac apart_ fact_ j delta :=
  refine (coordinate_apart _ j _ delta _ _ _ _ _ _); [lia | rational | rational |];
  let s := fresh "s" in let h := fresh in let a := fresh in let b := fresh in
  intros s h; destruct (fact_ s h) as [a b]; try apply Qabs_Qle_condition in a; try apply Qabs_Qle_condition in b;
  as_number; apply Qabs_case; intros; lra.
Definition nearest_digits (f : input -> nat -> KQ) (iota : input) : oracle := fun k l => rounded (K := KQ) (f iota k) l.
Lemma nearest_digits_about f iota : answers_about (f iota) (nearest_digits f iota).
Proof. exact (rounded_answers (K := KQ) (f iota)). Qed.
Definition strong_alone (f : input -> nat -> KQ) (iota : input) : oracle :=
  match iota with Strong Limit => nearest_digits f (Strong Limit) | _ => fun _ _ => 0 end.
Lemma strong_alone_about f : answers_about (f (Strong Limit) : nat -> KQ) (strong_alone f (Strong Limit)).
Proof. exact (nearest_digits_about f (Strong Limit)). Qed.
Lemma nearest_below : let o := nearest_digits (digits_evaluation (K :=
  FQ) 0 0 all_ones zeros (200 # 3) (20 # 3)) (Strong (Member One 1)) in
  forall l, o 0%nat l <= 1000 /\ o 1%nat l <= 1000.
Proof.
  intros o l. split; [pose proof (near_half (200 # 3) l) as H | pose proof (near_half ((200 # 3) - (1 # 4)) l) as H].
  - change (rounded (K := KQ) (200 # 3) l <= 1000). lra.
  - assert (E : digits_evaluation (K := FQ) 0 0 all_ones zeros (200 # 3) (20 # 3) (Strong (Member One 1)) 1%nat = (200
    # 3) - (1 # 4) * 1)
      by reflexivity.
    pose proof (rounded_error (K := KQ) ((200 # 3) - (1 # 4) * 1) l) as B.
      pose proof (near_half ((200 # 3) - (1 # 4) * 1) l) as C.
    change (o 1%nat l) with (rounded (K := KQ) (digits_evaluation (K :=
      FQ) 0 0 all_ones zeros (200 # 3) (20 # 3) (Strong (Member One 1)) 1%nat) l).
    rewrite E. lra.
Qed.
Ltac fewer_met :=
  lazymatch goal with
  | |- flt _ _ => rational
  | |- fleq _ _ => rational
  | |- admitted _ _ => split; rational
  | |- in_window _ _ => repeat split; rational
  | |- forall j : nat, _ /\ _ => entrywise
  | |- exists j : nat, _ => exists O; split; rational
  end.
Ltac refute_SharpnessFields_C1_fields_fewer_digits m :=
  let t := fresh "t" in let l := fresh "l" in let n := fresh "n" in
  let at_ p N g strong weak f1 f2 := (specialize (m KQ p O O N all_ones g strong weak f1 f2);
    met_by ltac:(fun _ => solve [fewer_met]) m) in
  let told info := (
    specialize (m info);
    try (match type of m with
      | (forall iota, _ -> answers_about _ _) -> _ => specialize (m (fun iota _ => nearest_digits_about _ iota))
      | (exists iota, _ -> answers_about _ _) -> _ => specialize (m (ex_intro _ (Strong Limit) (fun _ =>
        strong_alone_about _)))
      end)) in
  let input_ iota := (specialize (m iota); try specialize (m (le_n _)); try specialize (m I);
    try (specialize (m (le_S _ _ (le_S _ _ (le_n 1)))))) in
  first
    [ at_ p3 O zeros (200 # 3) (20 # 3) 1%nat 1%nat;
      first
        [ destruct m as (t & l & _ & m); told (nearest_digits (digits_evaluation (K :=
          FQ) 0 0 all_ones zeros (200 # 3) (20 # 3)));
          input_ (Strong Limit); destruct m as (n & m); apply attains_le_one in m; lra
        | destruct m as (t & l & _ & m); told (strong_alone (digits_evaluation (K :=
          FQ) 0 0 all_ones zeros (200 # 3) (20 # 3)));
          input_ (Weak One 1); destruct m as (n & m); revert m; apply all_vain; [| reflexivity];
          apart_ weak_one 0%nat (14 # 100)
        | destruct m as (t & l & _ & m); told (nearest_digits (digits_evaluation (K :=
          FQ) 0 0 all_ones zeros (200 # 3) (20 # 3)));
          input_ (Weak One 3); specialize (m O); revert m; apply low_level;
            [apart_ weak_three 0%nat (14 # 100) | rational]
        | specialize (m 1000 O); destruct m as (_ & m); told (nearest_digits (digits_evaluation (K :=
          FQ) 0 0 all_ones zeros (200 # 3) (20 # 3)));
          input_ (Strong (Member One 1)); destruct m as (n & m); revert m; apply all_low;
          [apply nearest_below | apart_ strong_one 0%nat (13 # 100) | apart_ strong_one 1%nat (13 # 100)] ]
    | at_ p3 1%nat (column (3 # 5)) (200 # 3) (51 # 100) 1%nat 1%nat;
      destruct m as (t & l & _ & m); told (nearest_digits (digits_evaluation (K :=
        FQ) 0 1 all_ones (column (3 # 5)) (200 # 3) (51 # 100)));
      input_ (Weak One 1); destruct m as (n & m); revert m; apply all_wrong; apart_ third_of_small 2%nat 1
    | at_ p3 O zeros (6 # 10) (51 # 100) 1%nat 1%nat;
      destruct m as (t & l & _ & m); told (nearest_digits (digits_evaluation (K :=
        FQ) 0 0 all_ones zeros (6 # 10) (51 # 100)));
      input_ (Strong (Member One 1)); destruct m as (n & m); revert m; apply all_wrong;
      apart_ small_one 0%nat (2 # 10)
    | let negative first := (at_ (P3 (1 # 8) : program_over FQ) O zeros (200 # 3) (1 # 4) 1%nat first;
        destruct m as (t & l & _ & m); told (nearest_digits (digits_evaluation (K :=
          FQ) 0 0 all_ones zeros (200 # 3) (1 # 4)));
        input_ (Weak One 0); destruct m as (n & m); revert m; apply all_wrong;
        apart_ negative_second 1%nat (1 # 2)) in
      first [negative O | negative 1%nat] ].

(** ** Further entries may be as large as the weak one; and that the strong one is admitted, follows *)

Section Stronger.
Context {K : archimedean_field}.
Open Scope field_scope.
Variables (p : program_over K) (k m N : nat) (b g : nat -> K) (strong weak : K) (f1 f2 : nat).
Hypothesis weak_strong : weak < strong.
Hypothesis weak_admitted : admitted p weak.
Let cs := coefficient p strong.
Let cw := coefficient p weak.
Hypothesis cs_window : in_window (tenth (S (S k))) cs.
Hypothesis further : forall j, 0 <= g j <= weak.
Hypothesis strong_small : quarter f1 <= strong.
Hypothesis weak_small : quarter f2 <= weak.
Lemma larger_admitted : admitted p strong.
Proof. clear further. destruct p; simpl in *; fra. Qed.
Let strong_further j : 0 <= g j <= strong.
Proof. pose proof (further j). fra. Qed.
Lemma middle_near iota : is_input f1 iota -> digits_right p m N b g strong weak (tenth (S k)) (Strong iota) (middle cs).
Proof.
  intros H. destruct cs_window as (C0 & _ & C2).
  assert (T : @tenth K (S (S k)) == $(1 # 10) * tenth (S k)) by reflexivity. rewrite T in C2.
  pose proof (@tenth_positive K (S k)). pose proof (Sums.square_nonneg (@tenth K (S k))).
  assert (C : digits_solutions p m N b g strong weak (Strong iota) (pair cs 0) \/ digits_solutions p m N b g strong
    weak (Strong iota) (pair 0 cs)).
  { pose proof larger_admitted as A. destruct iota as [| [|] n].
    - left. apply (corner_of_limit p m N b g strong f1 A strong_further strong_small One).
    - left. apply (corner_of_member p m N b g strong f1 A strong_further strong_small One n H).
    - right. apply (corner_of_member p m N b g strong f1 A strong_further strong_small Two n H). }
  destruct C as [C | C]; (eapply within_plane; [| exact C |]; fold cs; fra).
Qed.
Lemma corner_near i n : (f2 <= n)%nat -> digits_right p m N b g strong weak (tenth (S k)) (Weak i n) (match i with One
  => pair cw 0 | Two => pair 0 cw end).
Proof.
  intros H. pose proof (@tenth_positive K (S k)). pose proof (corner_of_member p m N b g weak f2 weak_admitted further
    weak_small i n H) as C.
  destruct i; [change (inverse_solutions p m N b g weak (Member One n) (pair cw 0)) in C
              | change (inverse_solutions p m N b g weak (Member Two n) (pair 0 cw)) in C];
    (eapply within_plane; [| exact C |]; fnra).
Qed.
Theorem fewer_digits_any : exists t l, deterministic (fewer_digits_over p strong weak t l) /\
  forall information, (forall iota, in_omega f1 f2 iota -> answers_about (digits_evaluation m N b g strong weak iota)
    (information iota)) ->
  forall iota, in_omega f1 f2 iota -> exists n,
    attains (information iota) (digits_right p m N b g strong weak (tenth (S k)) iota) n (fewer_digits_over p strong
      weak t l) 1%Q.
Proof.
  destruct (threshold strong weak f1 f2 weak_strong strong_small weak_small) as (t & l & T1 & T2). exists t, l.
    split; [apply fewer_digits_over_deterministic |].
  intros information A iota Hi. specialize (A iota Hi).
  destruct (A O l) as [_ A0]. destruct (A 1%nat l) as [_ A1].
  apply abs_le_condition in A0. apply abs_le_condition in A1. set (o := information iota) in *.
  destruct iota as [iota | i n]; unfold digits_evaluation, inverse_evaluation in A0, A1;
    rewrite (evaluation_zero m N _ _ _ (family_depends b g (S m))) in A0;
    rewrite (evaluation_one m N _ _ _ (family_depends b g (S m))) in A1.
  - pose proof (middle_near iota Hi) as Mid. exists l. constructor 4; [lia |]. constructor 4; [lia |]. cbv beta.
    destruct (Qlt_le_dec _ (o O l)) as [| Q0]; [constructor 2; [exact Mid | discriminate] |].
    destruct (Qlt_le_dec _ (o 1%nat l)) as [| Q1]; [constructor 2; [exact Mid | discriminate] |]. exfalso.
    apply (of_Q_le K) in Q0. apply (of_Q_le K) in Q1.
    destruct iota as [| [|] n]; cbn [first_entry second_entry] in A0, A1; fra.
  - pose proof (@Entries.quarter_positive K n) as P.
    destruct (fields_reader_right (digits_evaluation m N b g strong weak (Weak i n)) o
      (digits_right p m N b g strong weak (tenth (S k)) (Weak i n)) O 1 (pair cw 0) (pair 0 cw) A) as [n' R].
    { destruct i; [left | right]; (split; [(apply one_larger || apply two_larger); apply family_depends |]);
        [apply (corner_near One n Hi) | apply (corner_near Two n Hi)]. }
    exists (Nat.max l n'). constructor 4; [lia |]. constructor 4; [lia |]. cbv beta.
    destruct (Qlt_le_dec _ (o O l)) as [Q0 |];
      [exfalso; apply (of_Q_lt K) in Q0; destruct i; cbn [first_entry] in A0; fra |].
    destruct (Qlt_le_dec _ (o 1%nat l)) as [Q1 |];
      [exfalso; apply (of_Q_lt K) in Q1; destruct i; cbn [second_entry] in A1; fra |].
    revert R. apply attains_weaken; [auto | lia].
Qed.
End Stronger.
Ltac not_beyond := let j := fresh in intros j; match goal with h : forall j : nat, _ |- _ => specialize (h j); fra end.
(** Nor need the weak entry be admitted or smaller, nor the strong inputs have a first index. *)
Lemma fewer_digits_weak {K : archimedean_field} (p : program_over K) (k m N : nat) (b g : nat -> K) (strong weak : K)
    (f1 f2 : nat) : admitted p strong -> in_window (tenth (S (S k))) (coefficient p strong) -> (0 < weak)%F ->
  (forall j, 0 <= g j <= weak)%F -> (quarter f2 <= weak)%F ->
  exists t l, deterministic (fewer_digits_over p strong weak t l) /\ serves p m N b g strong weak (tenth (S k)) f1 f2
    t l.
Proof.
  intros Ad (_ & _ & W) P G F. pose proof W as W'.
  assert (T : (@tenth K (S (S k)) == $(1 # 10) * tenth (S k))%F) by reflexivity. rewrite T in W'.
  pose proof (@tenth_positive K (S k)). pose proof (Sums.square_nonneg (@tenth K (S k))).
  destruct (fewer_weak p m N b g strong weak (tenth (S k)) f1 f2) as (t & l & S); try assumption.
  - intros iota. exact (strong_middle p k m N b g strong iota Ad W).
  - fra.
  - fra.
  - exists t, l. split; [apply fewer_digits_over_deterministic | exact S].
Qed.
Ltac prove_SharpnessFields_C1_fields_fewer_digits :=
  intros K p k m N b g strong weak f1 f2; intros;
  try solve [apply fewer_digits_weak; first
    [ assumption | not_beyond | apply (admitted_positive p); assumption
    | match goal with h : forall j : nat, _ |- _ => specialize (h O); fra end ]];
  let T := fresh in
  assert (T := fun A B C D E F => fewer_digits_any p k m N b g strong weak f1 f2 A B C D E F);
  repeat match type of T with
    | ?A -> ?B => let a := fresh in assert (a : A) by (first [assumption | not_beyond]); specialize (T a); clear a
    end;
  first
    [ exact T
    | let t := fresh "t" in let l := fresh "l" in let X := fresh "X" in
      destruct T as (t & l & X & _); exists t, l; split; [exact X |]; intros; exists O; constructor 1; discriminate ].
