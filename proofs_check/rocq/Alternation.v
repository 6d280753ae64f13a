(** * How often a truth value changes along a line

    Two halves of the proof of A3.  The truth value of g(phi) > 1/2, with g monotone, changes at most P(N) times
    along a line.  And a sequence that changes rarely is often wrong about one that changes always.

    Idea.  The truth value changes at most once on each of the affine pieces of A0, which share their ends.  Of two
    neighbours where a sequence does not change it is wrong about one. *)

From Coq Require Import ZArith QArith List Sorted Lia Setoid.
From Barriers Require Import OrderedFields Archimedean Networks.
Import ListNotations.
Open Scope field_scope.

Section Alternation.
Context {K : ordered_field}.
Local Notation vector := (vector K).
Local Notation neuron := (neuron K).
Local Notation layer := (layer K).
Local Notation network := (network K).
Add Field K_f : (K_field K) (morphism (of_Q_morph K), constants [f_cst], setoid (K_setoid K) (K_ext K)).
Implicit Types (us ts : list K) (g h : K -> K) (phi : network) (c : K -> bool).

(** ** Changes of a truth value along a line *)

(** The number of neighbours in the list that differ. *)
Fixpoint changes (l : list bool) : nat :=
  match l with
  | b :: (b' :: _) as l' => (if Bool.eqb b b' then 0 else 1) + changes l'
  | _ => 0
  end.

Definition changes_at_most (c : K -> bool) (m : nat) (lo hi : option K) : Prop :=
  forall us, StronglySorted fleq us -> Forall (inside lo hi) us -> (changes (map c us) <= m)%nat.

Lemma changes_app l1 b l2 : (changes (l1 ++ l2) <= changes (l1 ++ [b]) + changes (b :: l2))%nat.
Proof.
  induction l1 as [|b1 [|b2 l1] IH].
  - destruct l2; simpl; lia.
  - destruct l2 as [|b2 l2]; simpl; [lia|]. destruct b1, b, b2; simpl; lia.
  - simpl in *. lia.
Qed.

(** A sorted list is cut at z into two. *)
Lemma sorted_split z us : StronglySorted fleq us -> exists us1 us2, us = us1 ++ us2 /\
  StronglySorted fleq (us1 ++ [z]) /\ StronglySorted fleq (z :: us2) /\
  Forall (fun u => u <= z) us1 /\ Forall (fun u => z <= u) us2.
Proof.
  induction us as [|u us IH]; intros H.
  - exists [], []. simpl. intuition repeat constructor.
  - apply StronglySorted_inv in H. destruct H as [Hs Hf]. destruct (lt_le_dec z u) as [L|L].
    + exists [], (u :: us). assert (F : Forall (fun v => z <= v) (u :: us)).
      { constructor; [fra|]. revert Hf. apply Forall_impl. intros; fra. }
      split; [reflexivity|]. split; [repeat constructor|]. split; [|split; [constructor|exact F]].
      constructor; [constructor; assumption|exact F].
    + destruct (IH Hs) as [us1 [us2 [-> [H1 [H2 [H3 H4]]]]]]. exists (u :: us1), us2. simpl. intuition.
      constructor; [exact H1|]. apply Forall_app in Hf. apply Forall_app. intuition.
Qed.

Lemma changes_split c z m m' lo hi : inside lo hi z ->
  changes_at_most c m lo (Some z) -> changes_at_most c m' (Some z) hi -> changes_at_most c (m + m') lo hi.
Proof.
  intros Hz H H' us Hs Hf. destruct (sorted_split z us Hs) as [us1 [us2 [-> [S1 [S2 [F1 F2]]]]]].
  rewrite map_app. eapply Nat.le_trans; [apply (changes_app _ (c z))|].
  change (c z :: map c us2) with (map c (z :: us2)). change [c z] with (map c [z]). rewrite <- map_app.
  apply Forall_app in Hf. destruct Hf as [G1 G2]. rewrite Forall_forall in *. apply Nat.add_le_mono.
  - apply H; [exact S1|]. apply Forall_app. rewrite !Forall_forall. unfold inside in *.
    split; [|intros u [<-|[]]; intuition fra]. intros u Hu. specialize (G1 u Hu). specialize (F1 u Hu). intuition.
  - apply H'; [exact S2|]. constructor; [unfold inside in *; intuition fra|]. rewrite Forall_forall. unfold inside in *.
    intros u Hu. specialize (G2 u Hu). specialize (F2 u Hu). intuition.
Qed.

Lemma chain_before A cs z : forall hi, chain (K := K) A (Some z) cs hi -> before (Some z) hi.
Proof.
  revert z. induction cs as [|w cs IH]; simpl; intros z hi H; [apply H|].
  destruct H as [H1 [_ H2]]. apply IH in H2. destruct hi; simpl in *; [fra|exact I].
Qed.

Lemma chain_changes c cs : forall lo hi, chain (changes_at_most c 1) lo cs hi ->
  changes_at_most c (length cs + 1) lo hi.
Proof.
  induction cs as [|z cs IH]; simpl; intros lo hi H; [apply H|]. destruct H as [Hb [Hc H]].
  apply (changes_split c z 1 (length cs + 1)); [|exact Hc|apply IH, H].
  apply chain_before in H. unfold inside. destruct lo, hi; simpl in *; split; auto; fra.
Qed.

(** A truth value that keeps the value top once it has it changes at most once. *)
Lemma sorted_changes top bs : Sorted (fun b b' => b = top -> b' = top) bs ->
  (changes bs <= 1)%nat /\ (hd (negb top) bs = top -> changes bs = 0%nat).
Proof.
  induction bs as [|b [|b' bs] IH]; intros H; try (simpl; lia).
  apply Sorted_inv in H. destruct H as [H Hb]. inversion_clear Hb as [|? ? Hbb]. specialize (IH H).
  change (changes (b :: b' :: bs)) with ((if Bool.eqb b b' then 0 else 1) + changes (b' :: bs))%nat. simpl hd in *.
  destruct (Bool.bool_dec b top) as [->|Nb]; [rewrite (Hbb eq_refl), Bool.eqb_reflx in *; intuition lia|].
  destruct (Bool.bool_dec b' top) as [->|Nb']; [destruct (Bool.eqb b top); intuition lia|].
  assert (b = b') as -> by (destruct b, b', top; intuition). rewrite Bool.eqb_reflx. intuition lia.
Qed.

Lemma monotone_changes c top lo hi :
  (forall u v, inside lo hi u -> inside lo hi v -> u <= v -> c u = top -> c v = top) -> changes_at_most c 1 lo hi.
Proof.
  intros M us Hs Hf. apply (sorted_changes top). apply StronglySorted_Sorted in Hs.
  induction Hs as [|u us Hs IH Hd]; simpl; [constructor|]. inversion_clear Hf as [|? ? Hu F].
  constructor; [apply IH, F|].
  destruct Hd as [|v us Huv]; simpl; constructor. inversion_clear F as [|? ? Hv _]. exact (M u v Hu Hv Huv).
Qed.

(** ** Monotone post-processing *)

(** g is monotone, in either direction. *)
Definition monotone (g : K -> K) : Prop :=
  (forall u v, u <= v -> g u <= g v) \/ (forall u v, u <= v -> g v <= g u).

Lemma monotone_proper g x y : monotone g -> x == y -> g x == g y.
Proof. intros [H|H] E; apply le_antisym; apply H; rewrite E; apply le_refl. Qed.

(** [g > 1/2] *)
Definition above (g : K -> K) (y : K) : bool := negb (le_bool (g y) $(1 # 2)).

Lemma above_true g y : above g y = true <-> $(1 # 2) < g y.
Proof.
  unfold above. rewrite Bool.negb_true_iff, <- Bool.not_true_iff_false, le_bool_iff.
  split; [apply lt_not_le|apply lt_not_le].
Qed.

Lemma above_false g y : above g y = false <-> g y <= $(1 # 2).
Proof. unfold above. rewrite Bool.negb_false_iff. apply le_bool_iff. Qed.

(** A threshold on g o h, with h affine and g monotone, is passed at most once. *)
Lemma affine_changes (b : K -> bool) top g h lo hi : (forall u v, u <= v -> b u = top -> b v = top) ->
  monotone g -> affine_on h lo hi -> changes_at_most (fun t => b (g (h t))) 1 lo hi.
Proof.
  intros Hb Hg [m [c H]].
  assert (D : (forall u v, inside lo hi u -> inside lo hi v -> u <= v -> g (h u) <= g (h v)) \/
              (forall u v, inside lo hi u -> inside lo hi v -> u <= v -> g (h v) <= g (h u))).
  { destruct Hg as [Hg|Hg], (lt_le_dec m 0) as [L|L]; [right|left|left|right];
      intros u v Hu Hv Huv; apply Hg; rewrite (H u Hu), (H v Hv); fnra. }
  destruct D as [D|D]; [apply (monotone_changes _ top)|apply (monotone_changes _ (negb top))]; intros u v Hu Hv Huv.
  - apply Hb, D; assumption.
  - specialize (Hb _ _ (D u v Hu Hv Huv)). destruct (b (g (h u))), (b (g (h v))), top; intuition.
Qed.

(** Along a line a threshold on g(phi) is passed at most P(N) times. *)
Lemma line_pieces b top d N phi g u v : (forall u v, u <= v -> b u = top -> b v = top) -> NN d N phi -> monotone g ->
  exists cs, (length cs + 1 <= P N)%nat /\
    chain (changes_at_most (fun t => b (g (value phi (line u v t)))) 1) None cs None.
Proof.
  intros Hb H Hg. destruct (A0_pieces d N phi u v H) as [cs [Hc Hl]]. exists cs. split; [exact Hl|].
  revert Hc. apply chain_weaken. intros lo hi. apply (affine_changes b top); assumption.
Qed.

Theorem line_changes : forall d N phi g u v ts, NN d N phi -> monotone g -> StronglySorted fleq ts ->
  (changes (map (fun t => above g (value phi (line u v t))) ts) <= P N)%nat.
Proof.
  intros d N phi g u v ts H Hg Hts.
  destruct (line_pieces (fun y => negb (le_bool y $(1 # 2))) true d N phi g u v) as [cs [Hl Hc]]; auto.
  - intros y z Hyz Hy. apply (above_true (fun y => y)) in Hy. apply (above_true (fun y => y)). fra.
  - eapply Nat.le_trans; [|exact Hl]. apply (chain_changes _ cs None None Hc); [exact Hts|].
    apply Forall_forall. intros t _. exact (conj I I).
Qed.

(** ** Counting *)

(** The number of k in 1..n with A k. *)
Definition count (A : nat -> bool) (n : nat) : nat := length (filter A (seq 1 n)).

Lemma count_impl A B n : (forall k, (1 <= k <= n)%nat -> A k = true -> B k = true) -> (count A n <= count B n)%nat.
Proof.
  unfold count. intros H.
  assert (G : forall k, In k (seq 1 n) -> A k = true -> B k = true) by (intros k Hk; apply in_seq in Hk; apply H; lia).
  clear H. induction (seq 1 n) as [|k l IH]; simpl; [lia|]. simpl in G. pose proof (G k (or_introl eq_refl)).
  specialize (IH (fun j Hj => G j (or_intror Hj))). destruct (A k), (B k); simpl; lia.
Qed.

Lemma count_or A B n : (count (fun k => A k || B k) n <= count A n + count B n)%nat.
Proof. unfold count. induction (seq 1 n) as [|k l IH]; simpl; [lia|]. destruct (A k), (B k); simpl; lia. Qed.

Lemma count_none A n : (forall k, (1 <= k <= n)%nat -> A k = false) -> count A n = 0%nat.
Proof.
  intros H. assert (count A n <= count (fun _ => false) n)%nat as G.
  { apply count_impl. intros k Hk E. rewrite (H k Hk) in E. discriminate. }
  unfold count in G at 2. induction (seq 1 n) in G |- *; simpl in G; [lia|]. auto.
Qed.

Lemma count_some A n : (0 < count A n)%nat -> exists k, (1 <= k <= n)%nat /\ A k = true.
Proof.
  unfold count. intros H. destruct (filter A (seq 1 n)) as [|k l] eqn:E; [simpl in H; lia|].
  exists k. assert (In k (filter A (seq 1 n))) as Hk by (rewrite E; left; reflexivity).
  apply filter_In in Hk. destruct Hk as [Hk HA]. apply in_seq in Hk. split; [lia|exact HA].
Qed.

(** A sequence c that changes rarely is often wrong about one that changes always. *)
Lemma alternation (c : nat -> bool) m : forall i,
  (S m + (if xorb (c i) (Nat.even i) then 1 else 0) <=
    2 * length (filter (fun k => xorb (c k) (Nat.even k)) (seq i (S m))) + changes (map c (seq i (S m))) + 1)%nat.
Proof.
  induction m as [|m IH]; intros i.
  - simpl. destruct (xorb (c i) (Nat.even i)); simpl; lia.
  - specialize (IH (S i)). change (seq i (S (S m))) with (i :: seq (S i) (S m)).
    assert (E : changes (map c (i :: seq (S i) (S m))) =
      ((if xorb (c i) (c (S i)) then 1 else 0) + changes (map c (seq (S i) (S m))))%nat).
    { simpl. destruct (c i), (c (S i)); reflexivity. }
    rewrite E. remember (seq (S i) (S m)) as l eqn:El. clear El E. simpl filter.
    rewrite Nat.even_succ, <- Nat.negb_even in IH. destruct (c i), (c (S i)), (Nat.even i); simpl in *; lia.
Qed.
End Alternation.
