(** * Mutants about general algorithms: spaces of one to three outcomes, algorithms that read a given list

    A recipe says, for each outcome, which evaluations are read at which levels, and what is answered.  What is answered
    at given data is computed; so the probabilities over equally likely outcomes are counted ([counted]).  [refuted_at]
    is [falsify] of Facts.v for such algorithms. *)

From Coq Require Import QArith Qabs List Lqa Lia PeanoNat.
From Barriers Require Import OrderedFields ProbabilitySpaces Algorithms Computation GeneralAlgorithms GeneralFamilies.
From Barriers Require Import TrustBarriers VacuityComputation.
From Barriers Require Flags Samples.
From Mutants Require Import Verdicts Facts RefuteComputation RefuteComputationForks.
Import ListNotations.
Open Scope Q_scope.

(** ** Equally likely outcomes 0, ..., n *)

Fixpoint count (g : nat -> bool) (k : nat) : Q := match k with O => 0 | S k => (if g k then 1 else 0) + count g k end.
Definition total (n : nat) : Q := count (fun _ => true) (S n).

Lemma count_le g h k : (forall w, (w < k)%nat -> g w = true -> h w = true) -> count g k <= count h k.
Proof.
  induction k as [| k IH]; intros I; [apply Qle_refl |]. cbn [count].
  specialize (IH (fun w L => I w ltac:(lia))). specialize (I k ltac:(lia)).
  destruct (g k), (h k); try discriminate (I eq_refl); lra.
Qed.
Lemma count_split g h k : count g k == count (fun w => g w && h w) k + count (fun w => g w && negb (h w)) k.
Proof. induction k as [| k IH]; cbn [count]; [reflexivity |]. rewrite IH. destruct (g k), (h k); cbn; ring. Qed.
Lemma count_not_negative g k : 0 <= count g k.
Proof. induction k as [| k IH]; cbn [count]; [apply Qle_refl |]. destruct (g k); lra. Qed.
Lemma total_positive n : 0 < total n.
Proof. unfold total. cbn [count]. pose proof (count_not_negative (fun _ => true) n). lra. Qed.

Lemma share_le n x y : x <= y -> x / total n <= y / total n.
Proof.
  intros L. unfold Qdiv. apply Qmult_le_compat_r; [exact L |]. apply Qlt_le_weak, Qinv_lt_0_compat, total_positive.
Qed.

(** What a finite set has of an increasing union is reached. *)
Lemma reached_by (B : nat -> Prop) (A : nat -> nat -> Prop) k : (forall w, (w < k)%nat -> B w \/ ~ B w) ->
  (forall n w, A n w -> A (S n) w) -> (forall w, B w -> exists n, A n w) ->
  exists n, forall w, (w < k)%nat -> B w -> A n w.
Proof.
  intros D I U. induction k as [| k IH]; [exists O; intros w L; lia |].
  destruct IH as [n H]; [intros w L; apply D; lia |]. destruct (D k (le_n _)) as [Y | N].
  - destruct (U k Y) as [n' H']. exists (Nat.max n n').
    assert (More : forall i j w, (i <= j)%nat -> A i w -> A j w) by (intros i j w L; induction L; auto).
    intros w L W. destruct (Nat.eq_dec w k) as [-> |]; [apply (More n'); [lia | exact H'] |].
    apply (More n); [lia | apply H; [lia | exact W]].
  - exists n. intros w L W. destruct (Nat.eq_dec w k) as [-> |]; [contradiction | apply H; [lia | exact W]].
Qed.

Definition faces (n : nat) : probability_space Q_field.
Proof.
  refine {| outcome := nat : Type;
            Pr := fun A (p : Q_field) => exists g, (forall w, (w < S n)%nat -> A w <-> g w = true) /\
                    (p == count g (S n) / total n)%Q |}.
  - exists (fun _ => true). split; [tauto |]. unfold total. pose proof (total_positive n) as T. unfold total in T.
    change (1 == count (fun _ => true) (S n) / count (fun _ => true) (S n))%Q. field. lra.
  - intros A B p q (g & EA & Ep) (h & EB & Eq) I. change (p <= q)%Q. rewrite Ep, Eq. apply share_le, count_le.
    intros w L Gw. apply (EB w L), I, (EA w L), Gw.
  - intros A B p q (g & EA & Ep) (h & EB & Eq).
    exists (count (fun w => g w && h w) (S n) / total n), (count (fun w => g w && negb (h w)) (S n) / total n).
    split; [| split].
    + exists (fun w => g w && h w). split; [| reflexivity]. intros w L.
      rewrite Bool.andb_true_iff, (EA w L), (EB w L). reflexivity.
    + exists (fun w => g w && negb (h w)). split; [| reflexivity]. intros w L.
      rewrite Bool.andb_true_iff, Bool.negb_true_iff, (EA w L), (EB w L), Bool.not_true_iff_false. reflexivity.
    + change (p == count (fun w => g w && h w) (S n) / total n + count (fun w => g w && negb (h w)) (S n) / total n)%Q.
      rewrite Ep, (count_split g h). pose proof (total_positive n). field. lra.
  - intros A B p E I (g & EB & Ep) U e He.
    destruct (reached_by B A (S n)) as [i Hi]; [| exact I | intros w W; apply U, W |].
    + intros w L. rewrite (EB w L). destruct (g w); [left; reflexivity | right; discriminate].
    + destruct (E i) as (q & h & EA & Eq). exists i, q. split; [exists h; auto |].
      change (0 < e)%Q in He. change (p - e < q)%Q. assert (p <= q); [| lra]. rewrite Ep, Eq.
      apply share_le, count_le. intros w L Gw. apply (EA w L), (Hi w L), (EB w L), Gw.
Defined.

(** Of the outcomes below [k], exactly [c] are in [A]. *)
Inductive counted (A : nat -> Prop) : nat -> Q -> Prop :=
  | counted_none : counted A O 0
  | hit k c : A k -> counted A k c -> counted A (S k) (1 + c)
  | miss k c : ~ A k -> counted A k c -> counted A (S k) c.

Lemma counted_by A k c : counted A k c -> exists g, (forall w, (w < k)%nat -> A w <-> g w = true) /\ count g k == c.
Proof.
  assert (Ext : forall g h k, (forall w, (w < k)%nat -> g w = h w) -> count g k == count h k).
  { intros g h j E. apply Qle_antisym; apply count_le; intros w L; rewrite (E w L); trivial. }
  assert (Step : forall k (g : nat -> bool) b c, (forall w, (w < k)%nat -> A w <-> g w = true) -> count g k == c ->
    (A k <-> b = true) -> exists h, (forall w, (w < S k)%nat -> A w <-> h w = true) /\
      count h (S k) == (if b then 1 else 0) + c).
  { intros j g b x G C B. exists (fun w => if (w =? j)%nat then b else g w). split.
    - intros w L. destruct (Nat.eqb_spec w j) as [-> |]; [exact B | apply G; lia].
    - cbn [count]. rewrite Nat.eqb_refl. apply Qplus_comp; [reflexivity |]. rewrite <- C. apply Ext.
      intros w L. rewrite (proj2 (Nat.eqb_neq w j)) by lia. reflexivity. }
  induction 1 as [| j x Y _ (g & G & C) | j x N _ (g & G & C)].
  - exists (fun _ => true). split; [intros w L; lia | reflexivity].
  - apply (Step j g true x G C). tauto.
  - destruct (Step j g false x G C) as (h & H1 & H2); [split; [contradiction | discriminate] |].
    exists h. split; [exact H1 |]. rewrite H2. ring.
Qed.

Lemma counted_Pr n A c : counted A (S n) c -> Pr (faces n) A (c / total n).
Proof. intros C. destruct (counted_by A _ c C) as (g & G & E). exists g. split;
  [exact G |]. rewrite E. reflexivity. Qed.
Lemma an_event n A c : counted A (S n) c -> event (faces n) A.
Proof. intros C. exists (c / total n). apply counted_Pr, C. Qed.
Lemma likely n A c q : counted A (S n) c -> Qle_bool q (c / total n) = true -> at_least (faces n) A q.
Proof. intros C L. apply (at_least_event (faces n) A q _ (counted_Pr n A c C)), Qle_bool_iff, L. Qed.
Lemma unlikely n A c q : counted A (S n) c -> at_least (faces n) A q -> Qle_bool q (c / total n) = true.
Proof. intros C L. apply (at_least_event (faces n) A q _ (counted_Pr n A c C)) in L. apply Qle_bool_iff, L. Qed.
Lemma bounded_by n A c q : counted A (S n) c -> Qle_bool (c / total n) q = true -> at_most (faces n) A q.
Proof.
  intros C L p H. apply (unlikely n A c p C), Qle_bool_iff in H. apply Qle_bool_iff in L.
  change (p <= q)%Q. eapply Qle_trans; eassumption.
Qed.
Lemma not_bounded n A c q : counted A (S n) c -> at_most (faces n) A q -> Qle_bool (c / total n) q = true.
Proof. intros C H. apply Qle_bool_iff, H, (likely n A c); [exact C | apply Qle_bool_iff, Qle_refl]. Qed.

(** ** Two outcomes that no event tells apart *)

Definition blind : probability_space Q_field.
Proof.
  refine {| outcome := bool : Type;
            Pr := fun A (p : Q_field) => ((forall w, A w) /\ p == 1)%Q \/ ((forall w, ~ A w) /\ p == 0)%Q |}.
  - left. split; [trivial | reflexivity].
  - intros A B p q [[HA Ep] | [HA Ep]] [[HB Eq] | [HB Eq]] I; change (p <= q)%Q; rewrite Ep, Eq; try lra.
    destruct (HB true (I true (HA true))).
  - intros A B p q [[HA Ep] | [HA Ep]] [[HB Eq] | [HB Eq]].
    + exists 1, 0. split; [left; split; [auto | reflexivity] |]. split; [right; split; [| reflexivity] |].
      * intros w [_ N]. exact (N (HB w)).
      * change (p == 1 + 0)%Q. rewrite Ep. reflexivity.
    + exists 0, 1. split; [right; split; [| reflexivity] |].
      * intros w [_ W]. exact (HB w W).
      * split; [left; split; [auto | reflexivity] |]. change (p == 0 + 1)%Q. rewrite Ep. reflexivity.
    + exists 0, 0. split; [right; split; [| reflexivity] | split; [right; split; [| reflexivity] |]].
      * intros w [W _]. exact (HA w W).
      * intros w [W _]. exact (HA w W).
      * change (p == 0 + 0)%Q. rewrite Ep. reflexivity.
    + exists 0, 0. split; [right; split; [| reflexivity] | split; [right; split; [| reflexivity] |]].
      * intros w [W _]. exact (HA w W).
      * intros w [W _]. exact (HA w W).
      * change (p == 0 + 0)%Q. rewrite Ep. reflexivity.
  - intros A B p E I HB U e He. change (0 < e)%Q in He. destruct HB as [[HB Ep] | [HB Ep]].
    + destruct (proj1 (U true) (HB true)) as [n W]. destruct (E n) as [q [[HA Eq] | [HA Eq]]]; [| destruct (HA _ W)].
      exists n, q. split; [left; auto |]. change (p - e < q)%Q. rewrite Ep, Eq. lra.
    + destruct (E O) as [q [[HA Eq] | [HA Eq]]]; [destruct (HB true); apply U; exists O; apply HA |].
      exists O, q. split; [right; auto |]. change (p - e < q)%Q. rewrite Ep, Eq. lra.
Defined.

Lemma blind_event (A : bool -> Prop) : (forall w, A w) \/ (forall w, ~ A w) -> event blind A.
Proof. intros [H | H]; [exists 1; left | exists 0; right]; (split; [exact H | reflexivity]). Qed.
Lemma blind_likely (A : bool -> Prop) q : (forall w, A w) -> Qle_bool q 1 = true -> at_least blind A q.
Proof.
  intros H L. exists A, 1. split; [left; split; [exact H | reflexivity] |]. split; [auto | apply Qle_bool_iff, L].
Qed.
Lemma blind_bounded (A : bool -> Prop) w q : ~ A w -> Qle_bool 0 q = true -> at_most blind A q.
Proof.
  intros N L p (B & r & [[H E] | [H E]] & I & J); [destruct (N (I w (H w))) |].
  change (p <= r)%Q in J. change (p <= q)%Q. apply Qle_bool_iff in L. rewrite E in J. lra.
Qed.

(** ** Algorithms by recipes *)

Record recipe (W M : Type) := { reads : W -> list (nat * nat); answer : W -> list Q -> option M }.
Arguments reads {W M}.
Arguments answer {W M}.

Definition asked (o : oracle) (kl : nat * nat) : Q := o (fst kl) (snd kl).
Definition answered {W M} (r : recipe W M) (o : oracle) (w : W) : option M := answer r w (map (asked o) (reads r w)).

Definition follow (D : oracle -> Prop) {W M} (r : recipe W M) : general_algorithm D W M.
Proof.
  refine {| halts := fun w o x read => read = reads r w /\ answered r o w = Some x |}.
  - intros w o x y read read' _ [_ E] [_ E']. congruence.
  - intros w o o' x read _ _ A [-> E]. split; [reflexivity |]. rewrite <- E. unfold answered. f_equal.
    apply map_ext_in. intros [k l] I. symmetry. apply (A k l I).
Defined.

(** The recipe is followed for the answers of which an algorithm is asked something; for others, [odd] is answered. *)
Definition follow_there (D : oracle -> Prop) {W M} (odd : M -> Prop) (r : recipe W M) : general_algorithm D W M.
Proof.
  refine {| halts := fun w o x read => (D o -> halts (follow D r) w o x read) /\ (~ D o -> read = [] /\ odd x) |}.
  - intros w o x y read read' H [E _] [E' _]. exact (halts_once _ _ _ (follow D r) w o x y _ _ H (E H) (E' H)).
  - intros w o o' x read H H' A [E _]. split; [| contradiction].
    intros _. exact (halts_alike _ _ _ (follow D r) w o o' x read H H' A (E H)).
Defined.

Definition some {M} (G : M -> Prop) (v : option M) : Prop := match v with Some x => G x | None => False end.

Section Follow.
Context {D : oracle -> Prop} {W M : Type}.
Implicit Types (r : recipe W M) (G odd : M -> Prop).

Lemma follow_ends r o G w v : answered r o w = v -> ends (follow D r) o G w <-> some G v.
Proof.
  intros E. split.
  - intros (x & read & [_ X] & H). rewrite X in E. subst v. exact H.
  - destruct v as [x |]; [| intros []]. intros H. exists x, (reads r w). split; [split; [reflexivity | exact E]
    | exact H].
Qed.
Lemma follow_ends_by m r o G w v : answered r o w = v ->
  ends_by m (follow D r) o G w <-> levels m (reads r w) /\ some G v.
Proof.
  intros E. split.
  - intros (x & read & [-> X] & H & L). rewrite X in E. subst v. split; [exact L | exact H].
  - destruct v as [x |]; [| intros [_ []]]. intros [L H]. exists x, (reads r w).
    split; [split; [reflexivity | exact E] | split; [exact H | exact L]].
Qed.
Lemma follow_reads m r o : (forall w, levels m (reads r w)) -> reads_levels m (follow D r) o.
Proof. intros L w x read [-> _]. apply L. Qed.
Lemma there_ends odd r o G w : D o -> ends (follow_there D odd r) o G w <-> ends (follow D r) o G w.
Proof.
  intros H. split; intros (x & read & X & Y); exists x, read; (split; [| exact Y]).
  - apply X, H.
  - split; [intros _; exact X | contradiction].
Qed.
Lemma there_ends_by m odd r o G w : D o -> ends_by m (follow_there D odd r) o G w <-> ends_by m (follow D r) o G w.
Proof.
  intros H. split; intros (x & read & X & Y); exists x, read; (split; [| exact Y]).
  - apply X, H.
  - split; [intros _; exact X | contradiction].
Qed.
Lemma odd_ends odd r o G w x : ~ D o -> odd x -> G x -> ends (follow_there D odd r) o G w.
Proof. intros H X Y. exists x, []. split; [split; [contradiction | auto] | exact Y]. Qed.
Lemma odd_ends_by m odd r o G w x : ~ D o -> odd x -> G x -> ends_by m (follow_there D odd r) o G w.
Proof.
  intros H X Y. exists x, []. split; [split; [contradiction | auto] |]. split; [exact Y | intros k l []].
Qed.
Lemma odd_not r o G w : ~ D o -> ~ ends (follow_there D (fun _ => False) r) o G w.
Proof. intros H (x & read & [_ X] & _). apply X, H. Qed.
Lemma odd_reads m odd r o : ~ D o -> reads_levels m (follow_there D odd r) o.
Proof. intros H w x read [_ X]. destruct (X H) as [-> _]. intros k l []. Qed.
Lemma there_reads m odd r o : D o -> reads_levels m (follow D r) o -> reads_levels m (follow_there D odd r) o.
Proof. intros H R w x read [X _]. apply (R w x read), X, H. Qed.
End Follow.

(** ** What is assumed *)

(** What is answered is computed, if it is known. *)
Ltac known_answer v := lazymatch v with None => idtac | Some ?x => value x | Some (?p # ?q) => idtac end.
Ltac answer_of r o w :=
  let v := eval hnf in (answered r o w) in
  lazymatch v with
  | Some true => v | Some false => v | None => v
  | _ => let u := eval vm_compute in (answered r o w) in
         lazymatch u with
         | Some true => u | Some false => u | None => u | Some (_ # _) => u
         | Some (true, true) => u | Some (true, false) => u | Some (false, true) => u | Some (false, false) => u
         | Some (_ # _, _) => u
         end
  end.

Ltac levels_hold :=
  let k := fresh in let l := fresh in let h := fresh in
  intros k l h; cbn in h; intuition (try congruence);
  repeat match goal with h : (_, _) = (_, _) |- _ => injection h; clear h; intros; subst end; lia.

Ltac sure :=
  cbn [fst snd];
  lazymatch goal with
  | |- ends (follow ?D ?r) ?o ?G ?w =>
      let v := answer_of r o w in apply (proj2 (follow_ends r o G w v ltac:(vm_compute; reflexivity))); cbn [some]; sure
  | |- ends_by ?m (follow ?D ?r) ?o ?G ?w =>
      let v := answer_of r o w in
      apply (proj2 (follow_ends_by m r o G w v ltac:(vm_compute; reflexivity))); cbn [some];
      split; [levels_hold | sure]
  | |- ends (follow_there _ _ _) _ _ _ =>
      first [ apply there_ends; [solve [asks] | sure]
            | apply odd_ends with (x := true); [solve [not_asked] | sure | sure]
            | apply odd_ends with (x := false); [solve [not_asked] | sure | sure] ]
  | |- ends_by _ (follow_there _ _ _) _ _ _ =>
      first [ apply there_ends_by; [solve [asks] | sure]
            | apply odd_ends_by with (x := true); [solve [not_asked] | sure | sure]
            | apply odd_ends_by with (x := false); [solve [not_asked] | sure | sure] ]
  | |- general_flag ?t ?o ?G ?said =>
      let s := eval hnf in said in
      lazymatch s with true => change (ends t o G tt) | false => change (~ ends t o G tt) end; sure
  | |- ~ _ => let h := fresh in intro h; never_so h
  | |- _ /\ _ => split; sure
  | |- _ => event
  end
with never_so h :=
  cbn [fst snd] in h;
  lazymatch type of h with
  | ends (follow ?D ?r) ?o ?G ?w =>
      let v := answer_of r o w in
      apply (proj1 (follow_ends r o G w v ltac:(vm_compute; reflexivity))) in h; cbn [some] in h; never_so h
  | ends_by ?m (follow ?D ?r) ?o ?G ?w =>
      let v := answer_of r o w in let l := fresh in
      apply (proj1 (follow_ends_by m r o G w v ltac:(vm_compute; reflexivity))) in h; cbn [some] in h;
      destruct h as [l h]; first [solve [never_so h] | specialize (l _ _ (or_introl eq_refl)); lia]
  | ends (follow_there _ _ _) _ _ _ =>
      first [ apply there_ends in h; [never_so h | solve [asks]] | refine (odd_not _ _ _ _ _ h); solve [not_asked] ]
  | general_flag ?t ?o ?G ?said =>
      let s := eval hnf in said in
      lazymatch s with true => change (ends t o G tt) in h | false => change (~ ends t o G tt) in h end; never_so h
  | ~ _ => apply h; sure
  | _ -> False => apply h; sure
  | _ /\ _ => let a := fresh in let b := fresh in destruct h as [a b]; first [solve [never_so a] | solve [never_so b]]
  | _ => first [ no_event h | vm_compute in h; discriminate h ]
  end
with asks := first [ exact I | vm_compute; first [exact I | reflexivity | discriminate | intro; discriminate] ]
with not_asked := let h := fresh in intro h; vm_compute in h; first [discriminate h | apply h; reflexivity].

Ltac counting :=
  first [ apply counted_none | apply hit; [solve [sure] | counting] | apply miss; [solve [sure] | counting] ].
Ltac decides := vm_compute; reflexivity.

Ltac probably :=
  lazymatch goal with
  | |- at_least (faces ?n) _ _ => eapply (likely n); [counting | decides]
  | |- at_most (faces ?n) _ _ => eapply (bounded_by n); [counting | decides]
  | |- ProbabilitySpaces.event (faces ?n) _ => eapply (an_event n); counting
  | |- at_least blind _ _ => apply blind_likely; [intros [|]; sure | decides]
  | |- at_most blind _ _ =>
      first [apply blind_bounded with (w := true); [sure | decides] | apply blind_bounded with (w := false); [sure
        | decides]]
  | |- ProbabilitySpaces.event blind _ => apply blind_event; first [left; intros [|]; sure | right; intros [|]; sure]
  | |- reads_levels _ (follow _ _) _ => apply follow_reads; intros; levels_hold
  | |- reads_levels _ (follow_there _ _ _) _ =>
      first [ apply odd_reads; solve [not_asked] | apply there_reads; [solve [asks] | apply follow_reads; intros;
        levels_hold] ]
  | |- general_flag _ _ _ _ => sure
  end.

(** Of answers it may be known only that they are admissible: at level 5 they tell evaluations 0 and 1/4 apart. *)
Definition near_0 {W} : recipe W bool :=
  {| reads := fun _ => [(O, 5%nat)]; answer := fun _ vs => Some (Qle_bool (hd 0 vs) (1 # 8)) |}.
Lemma near_0_right {W} f o (S : bool -> Prop) (w : W) : admissible f o ->
  (f O == 0 /\ S true) \/ (1 # 4 <= f O /\ S false) -> exists x, answered near_0 o w = Some x /\ accurate d 0 S x.
Proof.
  intros A H. destruct (A O 5%nat) as [_ E]. change (power (1 # 2) 5) with (1 # 32) in E. apply Qabs_Qle_condition in E.
  exists (Qle_bool (o O 5%nat) (1 # 8)). split; [reflexivity |]. apply discrete_accurate.
  destruct (Qle_bool (o O 5%nat) (1 # 8)) eqn:B.
  - apply Qle_bool_iff in B. destruct H as [[_ H] | [H _]]; [exact H | exfalso; lra].
  - destruct H as [[H _] | [_ H]]; [| exact H]. exfalso. rewrite (proj2 (Qle_bool_iff _ _)) in B; [discriminate | lra].
Qed.
Lemma near_0_likely D f o S : admissible f o -> (f O == 0 /\ S true) \/ (1 # 4 <= f O /\ S false) ->
  at_least (faces 0) (ends (follow D near_0) o (accurate d 0 S)) 1.
Proof.
  intros A H. eapply (likely 0); [apply hit; [| apply counted_none] | reflexivity].
  destruct (near_0_right f o S O A H) as (x & E & X). apply (proj2 (follow_ends near_0 o _ O _ E)), X.
Qed.
Lemma near_0_event D f o S m : admissible f o -> (f O == 0 /\ S true) \/ (1 # 4 <= f O /\ S false) ->
  ProbabilitySpaces.event (faces 0) (ends_by m (follow D near_0) o (accurate d 0 S)).
Proof.
  intros A H. destruct (near_0_right f o S O A H) as (x & E & X). destruct (le_lt_dec 5 m) as [L | L].
  - apply (an_event 0 _ (1 + 0)). apply hit; [| apply counted_none].
    apply (proj2 (follow_ends_by m near_0 o _ O _ E)). split; [levels_hold | exact X].
  - apply (an_event 0 _ 0). apply miss; [| apply counted_none].
    intros Y. apply (proj1 (follow_ends_by m near_0 o _ O _ E)) in Y. destruct Y as [Y _].
    specialize (Y _ _ (or_introl eq_refl)). lia.
Qed.
Lemma near_0_halts_event D f o m : admissible f o ->
  ProbabilitySpaces.event (faces 0) (ends_by m (follow D near_0) o (fun _ => True)).
Proof.
  intros A. destruct (le_lt_dec 5 m) as [L | L].
  - apply (an_event 0 _ (1 + 0)). apply hit; [| apply counted_none].
    apply (proj2 (follow_ends_by m near_0 o _ O _ eq_refl)). split; [levels_hold | exact I].
  - apply (an_event 0 _ 0). apply miss; [| apply counted_none].
    intros Y. apply (proj1 (follow_ends_by m near_0 o _ O _ eq_refl)) in Y. destruct Y as [Y _].
    specialize (Y _ _ (or_introl eq_refl)). lia.
Qed.
Lemma near_0_halts D f o : admissible f o -> at_least (faces 0) (ends (follow D near_0) o (fun _ => True)) 1.
Proof.
  intros A. eapply (likely 0); [apply hit; [| apply counted_none] | reflexivity].
  apply (proj2 (follow_ends near_0 o _ O _ eq_refl)), I.
Qed.

(** Level 0 tells evaluations 0 and 8 apart. *)
Definition coarse_0 {W} : recipe W bool :=
  {| reads := fun _ => [(O, 0%nat)]; answer := fun _ vs => Some (Qle_bool (hd 0 vs) 4) |}.
Lemma coarse_0_likely D f o S : admissible f o -> (f O == 0 /\ S true) \/ (8 <= f O /\ S false) ->
  at_least (faces 0) (ends (follow D coarse_0) o (accurate d 0 S)) 1.
Proof.
  intros A H. eapply (likely 0); [apply hit; [| apply counted_none] | reflexivity].
  apply (proj2 (follow_ends coarse_0 o _ O (Some (Qle_bool (o O O) 4)) eq_refl)). cbn [some]. apply discrete_accurate.
  destruct (A O O) as [_ E]. change (power (1 # 2) 0) with 1 in E. apply Qabs_Qle_condition in E.
  destruct (Qle_bool (o O O) 4) eqn:B.
  - apply Qle_bool_iff in B. destruct H as [[_ H] | [H _]]; [exact H | exfalso; lra].
  - destruct H as [[H _] | [_ H]]; [| exact H]. exfalso. rewrite (proj2 (Qle_bool_iff _ _)) in B; [discriminate | lra].
Qed.

Ltac side := first [ exfalso; lia | no_input | left; split; [reflexivity | first [reflexivity | exact I]]
                   | right; split; [vm_compute; discriminate | first [reflexivity | exact I]] ].
Ltac from_answers :=
  match goal with
  | h : forall n, admissible (?f n) (?i n) |- at_least _ (ends (follow _ near_0) (?i ?n) (accurate _ _ _)) _ =>
      apply (near_0_likely _ (f n) _ _ (h n)); in_cases 3%nat ltac:(side)
  | h : forall n, admissible (?f n) (?i n) |- ProbabilitySpaces.event _ (ends_by _ (follow _ near_0) (?i ?n) (accurate
    _ _ _)) =>
      apply (near_0_event _ (f n) _ _ _ (h n)); in_cases 3%nat ltac:(side)
  | h : forall n, is_input _ n -> admissible (?f n) (?i n), e : is_input _ ?n |- at_least _ (ends (follow _ near_0)
    (?i ?n) (accurate _ _ _)) _ =>
      apply (near_0_likely _ (f n) _ _ (h n e)); in_cases 3%nat ltac:(side)
  | h : forall n, is_input _ n -> admissible (?f n) (?i n) |- at_least _ (ends (follow _ coarse_0) (?i ?n) (accurate _
    _ _)) _ =>
      apply (coarse_0_likely _ (f n) _ _ (h n ltac:(cbn; lia))); in_cases 3%nat ltac:(side)
  | h : forall n, admissible (?f n) (?i n) |- at_least _ (ends (follow _ coarse_0) (?i ?n) (accurate _ _ _)) _ =>
      apply (coarse_0_likely _ (f n) _ _ (h n)); in_cases 3%nat ltac:(side)
  | h : forall n, is_input _ n -> admissible (?f n) (?i n) |- at_least _ (ends (follow _ near_0) (?i ?n) (accurate _ _
    _)) _ =>
      apply (near_0_likely _ (f n) _ _ (h n ltac:(cbn; lia))); in_cases 3%nat ltac:(side)
  | h : forall n, is_input _ n -> admissible (?f n) (?i n) |- ProbabilitySpaces.event _ (ends_by _ (follow _ near_0)
    (?i ?n) (fun _ => True)) =>
      apply (near_0_halts_event _ (f n) _ _ (h n I))
  | h : forall n, is_input _ n -> admissible (?f n) (?i n) |- at_least _ (ends (follow _ near_0) (?i ?n) (fun _ =>
    True)) _ =>
      apply (near_0_halts _ (f n) _ (h n I))
  | h : forall n, admissible (?f n) (?i n) |- ProbabilitySpaces.event _ (ends_by _ (follow _ near_0) (?i ?n) (fun _ =>
    True)) =>
      apply (near_0_halts_event _ (f n) _ _ (h n))
  | h : forall n, admissible (?f n) (?i n) |- at_least _ (ends (follow _ near_0) (?i ?n) (fun _ => True)) _ =>
      apply (near_0_halts _ (f n) _ (h n))
  end.

(** Solutions that are apart: all cases of the numbers up to 3, without a choice. *)
Ltac all_apart :=
  let s := fresh in let t := fresh in let r := fresh in
  repeat match goal with n : nat |- _ => revert dependent n end;
  repeat match goal with
         | |- forall n : nat, _ => intros [| [| [| ?]]]
         | |- _ -> _ => intro
         end; first [exfalso; lia | goal_here].

Ltac supposed :=
  first
    [ known
    | lazymatch goal with
      | |- Qabs _ <= _ => solve [eauto 3 with readers nocore]
      end
    | lazymatch goal with
      | |- _ /\ _ => split; supposed
      | |- _ \/ _ => first [left; solve [supposed] | right; solve [supposed]]
      | |- ex (A := nat) _ => first [exists 0%nat; solve [supposed] | exists 1%nat; solve [supposed] | exists 2%nat;
        solve [supposed]]
      | |- ex (A := branch) _ => first [exists One; solve [supposed] | exists Two; solve [supposed]]
      | |- ex (A := bool) _ => first [exists true; solve [supposed] | exists false; solve [supposed]]
      | |- infinitely_often _ => let N := fresh in intros N; exists (S N); split; [lia | supposed]
      | |- agree _ _ _ => let k := fresh in let l := fresh in let h := fresh in intros k l h;
        destruct l as [| [| l]]; first [exfalso; lia | reflexivity | vm_compute; reflexivity]
      | |- Samples.reads_at_most _ _ _ =>
          repeat first [apply Samples.reads_at_most_output | apply Samples.reads_at_most_flip
            | apply Samples.reads_at_most_read; cbn]
      | |- given _ _ _ => eexists; split; [| reflexivity]; supposed
      | |- _ -> False => sat
      | |- ~ _ => sat
      | |- forall _, _ => intro; supposed
      | |- at_least _ _ _ => first [solve [from_answers] | in_cases 3%nat ltac:(first [known | exfalso; lia
        | no_input | probably])]
      | |- apart _ _ _ _ => first [solve [goal_here] | all_apart]
      | |- at_most _ _ _ => in_cases 3%nat ltac:(first [known | exfalso; lia | no_input | probably])
      | |- ProbabilitySpaces.event _ _ => first [solve [from_answers] | in_cases 3%nat ltac:(first [known | exfalso;
        lia | no_input | probably])]
      | |- reads_levels _ _ _ => first [solve [from_answers] | in_cases 3%nat ltac:(first [known | probably])]
      | |- general_flag _ _ _ _ => in_cases 3%nat ltac:(first [known | exfalso; lia | no_input | probably])
      | |- levels _ _ => first [levels_hold | vm_compute; levels_hold]
      | |- halts (follow_there _ _ _) _ _ _ _ =>
          first [ split; [intros _; split; vm_compute; reflexivity | let h := fresh in intro h; exfalso; apply h;
            asks] ]
      | |- halts (follow _ _) _ _ _ _ => split; vm_compute; reflexivity
      | |- _ => first [solve [asks] | solve [in_cases 3%nat ltac:(first [exfalso; lia | asks])] | sat]
      end ].

(** ** What a mutant says is contradicted *)

Ltac opposed m :=
  lazymatch type of m with
  | at_least (faces ?n) ?A ?q =>
      let h := fresh in eassert (h : _) by (refine (unlikely n A _ q _ m); counting); vm_compute in h; discriminate h
  | at_most (faces ?n) ?A ?q =>
      let h := fresh in eassert (h : _) by (refine (not_bounded n A _ q _ m); counting); vm_compute in h; discriminate h
  | general_flag _ _ _ _ => never_so m
  | halts (follow_there _ _ _) _ _ _ _ =>
      let a := fresh in destruct m as [_ a]; refine (proj2 (a _)); not_asked
  | halts (follow _ _) _ _ _ _ => let a := fresh in destruct m as [_ a]; vm_compute in a; discriminate a
  | accurate _ _ _ _ => inaccurate m
  | ?A -> False => first [solve [apply m; supposed] | solve [contradicted m]]
  | ~ _ => first [solve [apply m; supposed] | solve [contradicted m]]
  | _ => first [absurd_by_computing m | contradicted m]
  end.

(** An algorithm is given by its recipe, whatever the answers are of which it is asked something. *)
Ltac give m v :=
  lazymatch type of m with
  | forall x : general_algorithm ?D _ _, _ =>
      lazymatch type of v with recipe _ _ => specialize (m (follow D v)) | _ => specialize (m v) end
  | _ => specialize (m v)
  end.

Ltac refuted_at m vs :=
  let T := type of m in
  lazymatch T with
  | let _ := _ in _ => cbv zeta in m; refuted_at m vs
  | ~ _ => opposed m
  | _ /\ _ =>
      let a := fresh in let b := fresh in destruct m as [a b]; first [refuted_at b vs | refuted_at a vs]
  | _ \/ _ => let a := fresh in destruct m as [a | a]; refuted_at a vs
  | K_bounds _ _ _ _ _ _ _ => unfold K_bounds in m; refuted_at m vs
  | W_bound _ _ _ _ _ _ _ => unfold W_bound in m; refuted_at m vs
  | _ <-> _ => let a := fresh in let b := fresh in destruct m as [a b]; first [refuted_at a vs | refuted_at b vs]
  | ex _ =>
      let x := fresh "x" in destruct m as [x m]; try (exfalso; exact (match x : Empty_set with end));
      lazymatch vs with _ ;; ?rest => refuted_at m rest | _ => refuted_at m vs end
  | ?A -> ?B =>
      lazymatch type of A with
      | Prop => let a := fresh in assert (a : A) by (clear m; solve [supposed]); specialize (m a); refuted_at m vs
      | _ => lazymatch vs with ?v ;; ?rest => give m v; refuted_at m rest end
      end
  | forall x, _ =>
      lazymatch vs with
      | Last ;; ?rest => match goal with n : nat |- _ => specialize (m n); refuted_at m rest end
      | ?v ;; ?rest => give m v; refuted_at m rest
      end
  | _ => opposed m
  end.

(** ** The inequalities *)

Definition says {W M} (x : M) : recipe W M := {| reads := fun _ => []; answer := fun _ _ => Some x |}.
Definition says_nothing {W M} : recipe W M := {| reads := fun _ => []; answer := fun _ _ => None |}.
(** Reads evaluation 0 at one level, and says whether it is 0; or says something only if it is. *)
Definition whether_0 {W} (l : nat) : recipe W bool :=
  {| reads := fun _ => [(O, l)]; answer := fun _ vs => Some (Qeq_bool (hd 0 vs) 0) |}.
Definition only_if_0 {W} (l : nat) : recipe W bool :=
  {| reads := fun _ => [(O, l)]; answer := fun _ vs => if Qeq_bool (hd 0 vs) 0 then Some true else None |}.
Definition the_outcome : recipe bool bool := {| reads := fun _ => []; answer := fun w _ => Some w |}.

Definition everywhere (o : oracle) : Prop := True.
(** Answers 0 but for level 0, or level 1; and those about which an algorithm need not do well. *)
Definition at_0 (v : Q) : oracle := fun _ l => if (l =? 0)%nat then v else 0.
Definition at_1 (v : Q) : oracle := fun _ l => if (l =? 1)%nat then v else 0.
Definition not_5 (o : oracle) : Prop := o O 1%nat <> 5.

Ltac refute_GeneralAlgorithms_J_general_sum m :=
  let at_ D A o o' H G p q := (refuted_at m (Q_field ;; faces 0 ;; D ;; bool ;; A ;; o ;; o' ;; H ;; G ;; O ;; p ;;
    q ;; tt)) in
  let yes := constr:(@says nat bool true) in let no := constr:(@says_nothing nat bool) in
  first
    [ at_ everywhere yes o0 o0 is_true is_true 1 1
    | at_ everywhere yes o0 o0 is_true is_false 1 0 | at_ everywhere yes o0 o0 is_true is_false 0 0
    | at_ not_5 (follow_there not_5 is_false yes) (at_1 5) o0 is_false is_true 1 1
    | at_ not_5 (follow_there not_5 is_false yes) o0 (at_1 5) is_true is_false 1 1
    | at_ everywhere (@whether_0 nat O) o0 (at_0 1) is_true is_false 1 1
    | at_ everywhere no o0 o0 is_true is_false 5 0 | at_ everywhere no o0 o0 is_true is_false 0 5 ].
Ltac prove_GeneralAlgorithms_J_general_sum :=
  exists Q_field, (faces 0), everywhere, bool, (follow everywhere (says true)), o0, o0, is_true, is_false, O, 0, 0;
  apply J_general_sum.

Ltac refute_GeneralAlgorithms_K_general_sum m :=
  let at_ D A o o1 o2 G1 G2 p q h :=
    (refuted_at m (Q_field ;; faces 0 ;; D ;; bool ;; A ;; o ;; o1 ;; o2 ;; G1 ;; G2 ;; O ;; p ;; q ;; h ;; tt)) in
  let yes := constr:(@says nat bool true) in let no := constr:(@says_nothing nat bool) in
  first
    [ at_ everywhere yes o0 o0 o0 is_true is_true 1 1 1
    | at_ everywhere yes o0 o0 o0 is_true is_false 1 0 1 | at_ everywhere yes o0 o0 o0 is_true is_false 0 0 0
    | at_ not_5 (follow_there not_5 anything (@whether_0 nat 1)) (at_1 5) o0 (at_1 1) is_true is_false 1 1 1
    | at_ not_5 (follow_there not_5 is_false yes) o0 (at_1 5) o0 is_false is_true 1 1 1
    | at_ not_5 (follow_there not_5 is_false yes) o0 o0 (at_1 5) is_true is_false 1 1 1
    | at_ everywhere (@whether_0 nat O) o0 (at_0 1) o0 is_false is_true 1 1 1
    | at_ everywhere (@whether_0 nat O) o0 o0 (at_0 1) is_true is_false 1 1 1
    | at_ everywhere no o0 o0 o0 is_true is_false 5 0 0 | at_ everywhere no o0 o0 o0 is_true is_false 0 5 0
    | at_ everywhere no o0 o0 o0 is_true is_false 0 0 5 ].
Ltac prove_GeneralAlgorithms_K_general_sum :=
  exists Q_field, (faces 0), everywhere, bool, (follow everywhere (says true)), o0, o0, o0, is_true, is_false, O, 0,
    0, 0;
  apply K_general_sum.

Ltac refute_GeneralAlgorithms_W_general_sum m :=
  let at_ D A o1 o2 G1 G2 p q :=
    (refuted_at m (Q_field ;; faces 0 ;; D ;; bool ;; A ;; o1 ;; o2 ;; G1 ;; G2 ;; O ;; p ;; q ;; tt)) in
  let yes := constr:(@says nat bool true) in let no := constr:(@says_nothing nat bool) in
  first
    [ at_ everywhere yes o0 o0 is_true is_true 1 1
    | at_ everywhere yes o0 o0 is_true is_false 1 0 | at_ everywhere yes o0 o0 is_true is_false 0 0
    | at_ not_5 (follow_there not_5 is_false yes) (at_1 5) o0 is_false is_true 1 1
    | at_ not_5 (follow_there not_5 is_false yes) o0 (at_1 5) is_true is_false 1 1
    | at_ everywhere (@whether_0 nat O) o0 (at_0 1) is_true is_false 1 1
    | at_ everywhere (@whether_0 nat 1) o0 (at_1 1) is_true is_false 1 1
    | at_ everywhere no o0 o0 is_true is_false 5 0 | at_ everywhere no o0 o0 is_true is_false 0 5 ].
Ltac prove_GeneralAlgorithms_W_general_sum :=
  exists Q_field, (faces 0), everywhere, bool, (follow everywhere (says true)), o0, o0, is_true, is_false, O, 0, 0;
  apply W_general_sum.

(** Where no event tells the outputs apart, the probability of neither is positive. *)
Ltac refute_GeneralAlgorithms_X2_general_sum m :=
  let over P D A o o1 o2 H G1 G2 h c1 c2 :=
    (refuted_at m (Q_field ;; P ;; D ;; bool ;; A ;; o ;; o1 ;; o2 ;; H ;; G1 ;; G2 ;; O ;; h ;; c1 ;; c2 ;; tt)) in
  let at_ D A o o1 o2 H G1 G2 h c1 c2 := (over (faces 0) D A o o1 o2 H G1 G2 h c1 c2) in
  let yes := constr:(@says nat bool true) in let no := constr:(@says_nothing nat bool) in
  first
    [ at_ everywhere yes o0 o0 o0 is_true nothing nothing 1 0 0
    | over blind everywhere the_outcome o0 o0 o0 anything is_true is_false 1 0 0
    | at_ everywhere yes o0 o0 o0 anything is_true is_false 1 1 0
    | at_ everywhere yes o0 o0 o0 anything is_true is_false 1 0 0
    | at_ everywhere yes o0 o0 o0 anything is_false is_true 1 0 0
    | at_ everywhere no o0 o0 o0 anything is_true is_false 5 0 0
    | at_ everywhere no o0 o0 o0 anything is_true is_false 0 1 1
    | at_ not_5 (follow_there not_5 is_false yes) (at_1 5) o0 o0 is_false is_false is_false 1 0 0
    | at_ not_5 (follow_there not_5 nothing yes) o0 (at_1 5) o0 is_true is_true nothing 1 0 0
    | at_ not_5 (follow_there not_5 nothing yes) o0 o0 (at_1 5) is_true nothing is_true 1 0 0
    | at_ everywhere (@only_if_0 nat O) o0 (at_0 1) o0 is_true is_true nothing 1 0 0
    | at_ everywhere (@only_if_0 nat O) o0 o0 (at_0 1) is_true nothing is_true 1 0 0 ].
Ltac prove_GeneralAlgorithms_X2_general_sum :=
  exists Q_field, (faces 0), everywhere, bool, (follow everywhere (says true)), o0, o0, o0, anything, is_true,
    is_false, O, 0, 0, 0;
  apply X2_general_sum.
