(** * Lists of rational numbers as functions of indices

    The theorems about T sum over lists of indices; the checker walks lists of numbers.  [stands l S f]: the numbers of
    l are those of f at the indices of S.  All sums and combinations of lists are those of the functions. *)

From Coq Require Import ZArith QArith Qabs List Lia Setoid Bool PeanoNat.
From Barriers Require Import Numerals Blocks OrderedFields LinearSystems.
Import ListNotations.
Open Scope Q_scope.

Notation Qf := (carrier Q_field).
Add Field Q_f : (K_field Q_field) (morphism (of_Q_morph Q_field), constants [f_cst], setoid (K_setoid Q_field) (K_ext
  Q_field)).

Definition stands (l : list Q) (S : list nat) (f : nat -> Qf) : Prop := Forall2 (fun q i => q == f i) l S.
(** Rows that stand for a matrix at the indices of S and T. *)
Definition stand (ls : list (list Q)) (T S : list nat) (f : nat -> nat -> Qf) : Prop :=
  Forall2 (fun l i => stands l S (f i)) ls T.

Fixpoint map2 {A B C} (h : A -> B -> C) (x : list A) (y : list B) : list C :=
  match x, y with a :: x, b :: y => h a b :: map2 h x y | _, _ => [] end.

Lemma q_abs (q : Q) : @fabs Q_field q == Qabs q.
Proof.
  destruct (@abs_spec Q_field q) as [[P E]|[P E]]; change (@feq Q_field (@fabs Q_field q) ?r) with (fabs q == r) in E.
  - rewrite E. symmetry. apply Qabs_pos. exact P.
  - rewrite E. symmetry. apply Qabs_neg. exact P.
Qed.
Lemma q_abs_same (p : Q) (q : Qf) : p == q -> Qabs p == @fabs Q_field q.
Proof. intros E. rewrite q_abs, E. reflexivity. Qed.

Lemma same_length {A B} (P : A -> B -> Prop) l m : Forall2 P l m -> List.length l = List.length m.
Proof. intros H. induction H; simpl; congruence. Qed.
Lemma stands_length l S f : stands l S f -> List.length l = List.length S.
Proof. apply same_length. Qed.
Lemma stands_same l l' S f : Forall2 Qeq l l' -> stands l' S f -> stands l S f.
Proof.
  intros E. revert S. induction E as [|q q' l l' E _ IH]; intros S H; inversion H; subst; constructor; [|apply IH;
    assumption].
  etransitivity; eassumption.
Qed.
Lemma stands_function l S f g : (forall i, In i S -> f i == g i) -> stands l S f -> stands l S g.
Proof.
  intros E H. induction H as [|q i l S F _ IH]; constructor.
  - rewrite F. apply E. left. reflexivity.
  - apply IH. intros j Hj. apply E. right. exact Hj.
Qed.
Lemma stands_map2 (h : Q -> Q -> Q) (k : Qf -> Qf -> Qf) l m S f g :
  (forall a b c d, a == b -> c == d -> h a c == k b d) ->
  stands l S f -> stands m S g -> stands (map2 h l m) S (fun i => k (f i) (g i)).
Proof.
  intros E F. revert m. induction F as [|q i l S Q _ IH]; intros m G; inversion G; subst; constructor;
    [apply E|apply IH];
    assumption.
Qed.
Lemma stands_map (h : Q -> Q) (k : Qf -> Qf) l S f :
  (forall a b, a == b -> h a == k b) -> stands l S f -> stands (map h l) S (fun i => k (f i)).
Proof. intros E F. induction F; constructor; [apply E|]; assumption. Qed.

Lemma fold_sum l S f : stands l S f -> forall a, fold_left qadd l a == a + (over S f : Q).
Proof.
  intros F. induction F as [|q i l S E _ IH]; intros a; simpl.
  - symmetry. apply Qplus_0_r.
  - rewrite IH, qadd_is, E. symmetry. apply Qplus_assoc.
Qed.
Lemma stands_sum l S f : stands l S f -> qsum l == over S f.
Proof. intros F. unfold qsum. rewrite (fold_sum l S f F). apply Qplus_0_l. Qed.

(** ** Inner products and combinations *)

Definition qdot (l m : list Q) : Q := qsum (map2 qmul l m).
Lemma qdot_is l m S f g : stands l S f -> stands m S g -> qdot l m == over S (fun i => (f i * g i)%F).
Proof.
  intros F G. apply stands_sum. apply (stands_map2 qmul (fun a b => (a * b)%F)); try assumption.
  intros a b c d E1 E2. rewrite qmul_is, E1, E2. reflexivity.
Qed.
Definition qabs_dot (l m : list Q) : Q := qsum (map2 (fun a b => qmul (Qabs a) b) l m).
Lemma qabs_dot_is l m S f g : stands l S f -> stands m S g -> qabs_dot l m == over S (fun i => (fabs (f i) * g i)%F).
Proof.
  intros F G. apply stands_sum. apply (stands_map2 _ (fun a b => (fabs a * b)%F)); try assumption.
  intros a b c d E1 E2. rewrite qmul_is, E2, (q_abs_same a b E1). reflexivity.
Qed.

(** v + c w *)
Definition add_to (c : Q) (w v : list Q) : list Q :=
  if Qeq_bool c 0 then v else map2 (fun p q => qadd p (qmul q c)) v w.
(** v + c_1 w_1 + c_2 w_2 + ... *)
Fixpoint combined (cs : list Q) (ws : list (list Q)) (v : list Q) : list Q :=
  match cs, ws with c :: cs, w :: ws => combined cs ws (add_to c w v) | _, _ => v end.
Definition zeros (l : list Q) : list Q := map (fun _ => 0) l.

Lemma add_to_is c w v S f g (k : Qf) : c == k -> stands v S f -> stands w S g ->
  stands (add_to c w v) S (fun i => (f i + g i * k)%F).
Proof.
  intros E F G. unfold add_to. destruct (Qeq_bool c 0) eqn:Z.
  - apply Qeq_bool_iff in Z. apply (stands_function _ _ f); [|exact F]. intros i _.
    assert (K0 : (k == 0)%F) by (change (k == 0); rewrite <- E; exact Z).
    change (f i == f i + g i * k)%F. rewrite K0. ring.
  - apply (stands_map2 _ (fun a b => (a + b * k)%F)); try assumption. intros a b p q E1 E2.
    rewrite qadd_is, qmul_is, E1, E2, E. reflexivity.
Qed.
Lemma combined_is cs ws T S A c : stands cs T c -> stand ws T S A -> forall v f, stands v S f ->
  stands (combined cs ws v) S (fun a => (f a + over T (fun l => (A l a * c l)%F))%F).
Proof.
  intros C. revert ws. induction C as [|q i cs T E _ IH]; intros ws W v f F; inversion W as [|w i' ws' T' Hw Hws];
    subst.
  - apply (stands_function _ _ f); [|exact F]. intros i _. simpl. change (f i == f i + 0)%F. ring.
  - simpl. eapply stands_function; [|apply (IH _ Hws); apply (add_to_is q w v S f (A i) (c i) E F Hw)].
    intros a _. simpl. change (f a + A i a * c i + over T (fun l => A l a * c l) ==
      f a + (A i a * c i + over T (fun l => A l a * c l)))%F. ring.
Qed.
Lemma zeros_stand l S f : stands l S f -> stands (zeros l) S (fun _ => 0%F).
Proof. intros H. induction H; constructor; [reflexivity|assumption]. Qed.

(** ** Functions from lists *)

Fixpoint at_index {A} (S : list nat) (l : list A) (d : A) (i : nat) : A :=
  match S, l with s :: S', a :: l => if (s =? i)%nat then a else at_index S' l d i | _, _ => d end.

Lemma at_index_is {A} (d : A) S l : NoDup S -> List.length l = List.length S -> Forall2 (fun a i => a = at_index S l d
  i) l S.
Proof.
  intros D. revert l. induction D as [|s S N D IH]; intros [|a l] L; try discriminate; constructor.
  - simpl. rewrite Nat.eqb_refl. reflexivity.
  - injection L as L. specialize (IH l L). simpl. clear - IH N.
    assert (G : forall l' S', Forall2 (fun a i => a = at_index S l d i) l' S' -> ~ In s S' ->
      Forall2 (fun b i => b = (if (s =? i)%nat then a else at_index S l d i)) l' S').
    { intros l' S' H. induction H as [|b i l' S' E _ IH']; intros M; constructor.
      - destruct (Nat.eqb_spec s i) as [->|_]; [exfalso; apply M; left; reflexivity|exact E].
      - apply IH'. intros H. apply M. right. exact H. }
    apply G; assumption.
Qed.
Lemma stands_at S l : NoDup S -> List.length l = List.length S -> stands l S (at_index S l 0).
Proof.
  intros D L. pose proof (at_index_is 0 S l D L) as H. clear D L. unfold stands. revert H.
  generalize (at_index S l 0). intros f H.
  induction H as [|a i l' S' E _ IH]; [apply Forall2_nil|apply Forall2_cons; [rewrite E; reflexivity|exact IH]].
Qed.
Lemma stand_at T S ls : NoDup T -> NoDup S -> List.length ls = List.length T ->
  Forall (fun l => List.length l = List.length S) ls ->
  stand ls T S (fun i => at_index S (at_index T ls [] i) 0).
Proof.
  intros DT DS L F. pose proof (at_index_is [] T ls DT L) as H. unfold stand. clear DT L. revert H F.
  generalize (at_index T ls []). intros f H. induction H as [|a i l' S' E _ IH]; intros F; [apply Forall2_nil|].
  inversion F as [|b c La Fa]. subst b c. apply Forall2_cons; [|apply IH, Fa].
  rewrite <- E. apply stands_at; [exact DS|exact La].
Qed.

Lemma nth_stands l : stands l (below (List.length l)) (fun i => nth i l 0).
Proof.
  unfold below. assert (G : forall k l', stands l' (seq k (List.length l')) (fun i => nth (i - k) l' 0)).
  { intros k l'. revert k. induction l' as [|q l' IH]; intros k; simpl; constructor.
    - rewrite Nat.sub_diag. reflexivity.
    - apply (stands_function _ _ (fun i => nth (i - Datatypes.S k) l' 0)); [|apply IH]. intros i Hi. apply in_seq in Hi.
      replace (i - k)%nat with (Datatypes.S (i - Datatypes.S k))%nat by lia. reflexivity. }
  apply (stands_function _ _ (fun i => nth (i - 0) l 0)); [|apply (G 0%nat)].
  intros i _. rewrite Nat.sub_0_r. reflexivity.
Qed.
Lemma stands_nth l S f q i : stands l S f -> In (q, i) (combine l S) -> q == f i.
Proof.
  intros H. induction H as [|p j l S E _ IH]; intros []; [|auto]. congruence.
Qed.

(** ** Lists side by side *)

Lemma map2_all {A B C I} (h : A -> B -> C) (P : A -> I -> Prop) (Q : B -> I -> Prop) (R : C -> I -> Prop) l m S :
  Forall2 P l S -> Forall2 Q m S -> (forall a b i, In i S -> P a i -> Q b i -> R (h a b) i) -> Forall2 R (map2 h l m) S.
Proof.
  intros F. revert m. induction F as [|a i l S Pa _ IH]; intros m G H; inversion G; subst; constructor.
  - apply H; [left; reflexivity|assumption|assumption].
  - apply IH; [assumption|]. intros a' b' i' Hi. apply H. right. exact Hi.
Qed.
Lemma map_all {A C I} (h : A -> C) (P : A -> I -> Prop) (R : C -> I -> Prop) l S :
  Forall2 P l S -> (forall a i, In i S -> P a i -> R (h a) i) -> Forall2 R (map h l) S.
Proof.
  intros F. induction F as [|a i l S Pa _ IH]; intros H; constructor.
  - apply H; [left; reflexivity|assumption].
  - apply IH. intros a' i' Hi. apply H. right. exact Hi.
Qed.
Lemma combine_all {A B I} (P : A -> I -> Prop) (Q : B -> I -> Prop) l m S :
  Forall2 P l S -> Forall2 Q m S -> Forall2 (fun p i => P (fst p) i /\ Q (snd p) i) (combine l m) S.
Proof.
  intros F. revert m. induction F as [|a i l S Pa _ IH]; intros m G; inversion G; subst; constructor; [split|apply IH];
    assumption.
Qed.
Lemma all_true (P : nat -> Prop) bs S : Forall2 (fun (b : bool) i => b = true -> P i) bs S -> forallb (fun b => b) bs
  = true ->
  forall i, In i S -> P i.
Proof.
  intros F. induction F as [|b i bs S H _ IH]; intros T j Hj; [destruct Hj|]. simpl in T. apply andb_true_iff in T.
  destruct T as [T1 T2]. destruct Hj as [E|Hj]; [rewrite <- E; apply H, T1|apply IH; assumption].
Qed.

(** ** Some of a list: where the flags are so *)

Fixpoint flags {A} (chosen : list Z) (k : Z) (l : list A) : list bool :=
  match l with
  | [] => []
  | _ :: l =>
      match chosen with
      | j :: rest => if (j =? k)%Z then true :: flags rest (k + 1) l else false :: flags chosen (k + 1) l
      | [] => false :: flags [] (k + 1) l
      end
  end.
Fixpoint keep {A} (which : bool) (fs : list bool) (l : list A) : list A :=
  match fs, l with
  | f :: fs, a :: l => if Bool.eqb f which then a :: keep which fs l else keep which fs l
  | _, _ => []
  end.
Fixpoint numbered {A} (k : Z) (l : list A) : list Z :=
  match l with [] => [] | _ :: l => k :: numbered (k + 1) l end.

Lemma flags_length {A} (l : list A) : forall chosen k, List.length (flags chosen k l) = List.length l.
Proof.
  induction l as [|a l IH]; intros chosen k; [reflexivity|]. simpl. destruct chosen as [|j rest]; [simpl; f_equal;
    apply IH|].
  destruct (j =? k)%Z; simpl; f_equal; apply IH.
Qed.
Lemma keep_all {A I} (P : A -> I -> Prop) which fs l m : Forall2 P l m -> Forall2 P (keep which fs l) (keep which fs m).
Proof.
  intros F. revert fs. induction F as [|a i l m Pa _ IH]; intros [|f fs]; simpl; try constructor.
  destruct (Bool.eqb f which); [constructor; [exact Pa|apply IH]|apply IH].
Qed.
Lemma keep_in {A} which fs (l : list A) a : In a (keep which fs l) -> In a l.
Proof.
  revert l. induction fs as [|f fs IH]; intros [|b l]; simpl; try tauto. destruct (Bool.eqb f which); simpl; [|intros;
    right; auto].
  intros [E|H]; [left; exact E|right; apply IH, H].
Qed.
Lemma keep_distinct {A} which fs (l : list A) : NoDup l -> NoDup (keep which fs l).
Proof.
  intros D. revert fs. induction D as [|a l N D IH]; intros [|f fs]; simpl; try constructor.
  destruct (Bool.eqb f which); [constructor; [intros H; apply N, (keep_in _ _ _ _ H)|apply IH]|apply IH].
Qed.
Lemma keep_either {A} fs (l : list A) a : List.length fs = List.length l -> In a l -> In a (keep true fs l) \/ In a
  (keep false fs l).
Proof.
  revert l. induction fs as [|f fs IH]; intros [|b l] L; try discriminate; [intros []|]. simpl in L. injection L as L.
  intros [->|H]; destruct f; simpl; auto; destruct (IH l L H); auto.
Qed.
Lemma keep_apart {A} fs (l : list A) a : NoDup l -> In a (keep true fs l) -> In a (keep false fs l) -> False.
Proof.
  intros D. revert fs. induction D as [|b l N D IH]; intros [|f fs]; simpl; try tauto.
  destruct f; simpl; [intros [->|H] G|intros H [->|G]]; try (apply N, (keep_in _ _ _ _ G)); try (apply N, (keep_in
    _ _ _ _ H));
    apply (IH fs); assumption.
Qed.
Lemma numbered_is {A} (l : list A) : Forall2 (fun z i => z = Z.of_nat i) (numbered 0 l) (below (List.length l)).
Proof.
  unfold below. assert (G : forall k, Forall2 (fun z i => z = Z.of_nat i) (numbered (Z.of_nat k) l) (seq k
    (List.length l)));
    [|apply (G 0%nat)].
  induction l as [|a l IH]; intros k; simpl; constructor; [reflexivity|].
  specialize (IH (Datatypes.S k)). rewrite Nat2Z.inj_succ, <- Z.add_1_r in IH. exact IH.
Qed.

(** Rows of equal length from one list, none of which is left. *)
Fixpoint cut_row {A B} (shape : list A) (l : list B) : option (list B * list B) :=
  match shape, l with
  | [], _ => Some ([], l)
  | _ :: shape, b :: l => match cut_row shape l with Some (r, l) => Some (b :: r, l) | None => None end
  | _ :: _, [] => None
  end.
Fixpoint cut_rows {A B C} (rows : list A) (shape : list B) (l : list C) : option (list (list C)) :=
  match rows with
  | [] => match l with [] => Some [] | _ => None end
  | _ :: rows =>
      match cut_row shape l with
      | Some (r, l) => match cut_rows rows shape l with Some rs => Some (r :: rs) | None => None end
      | None => None
      end
  end.
Lemma cut_row_length {A B} (shape : list A) : forall (l r rest : list B), cut_row shape l = Some (r, rest) ->
  List.length r = List.length shape.
Proof.
  induction shape as [|a shape IH]; intros l r rest H; simpl in H; [injection H as <- <-; reflexivity|].
  destruct l as [|b l]; [discriminate|]. destruct (cut_row shape l) as [[r' l']|] eqn:E; [|discriminate].
  injection H as <- <-. simpl. f_equal. apply (IH _ _ _ E).
Qed.
Lemma cut_rows_shape {A B C} (rows : list A) (shape : list B) : forall (l : list C) ls, cut_rows rows shape l = Some
  ls ->
  List.length ls = List.length rows /\ Forall (fun r => List.length r = List.length shape) ls.
Proof.
  induction rows as [|a rows IH]; intros l ls H; simpl in H.
  - destruct l; [|discriminate]. injection H as <-. split; [reflexivity|constructor].
  - destruct (cut_row shape l) as [[r l']|] eqn:E; [|discriminate]. destruct (cut_rows rows shape l') as [rs|] eqn:F;
      [|discriminate]. injection H as <-. destruct (IH _ _ F) as [L G]. split; [simpl; f_equal; exact L|].
    constructor; [apply (cut_row_length _ _ _ _ E)|exact G].
Qed.

(** ** Entries, transposed rows, flags at an index *)

Lemma list_nth {A} (d : A) l : Forall2 (fun a i => a = nth i l d) l (below (List.length l)).
Proof.
  unfold below. assert (G : forall k (f : nat -> A), (forall i, (i < List.length l)%nat -> f (k + i)%nat = nth i l d) ->
    Forall2 (fun a i => a = f i) l (seq k (List.length l))); [|apply (G 0%nat (fun i => nth i l d)); reflexivity].
  induction l as [|a l IH]; intros k f H; simpl; constructor.
  - pose proof (H 0%nat ltac:(simpl; lia)) as H0. rewrite Nat.add_0_r in H0. symmetry. exact H0.
  - apply IH. intros i Hi. pose proof (H (Datatypes.S i) ltac:(simpl; lia)) as H1. simpl in H1. rewrite <- H1.
    f_equal. lia.
Qed.
Lemma both {A I} (P R : A -> I -> Prop) l S : Forall2 P l S -> Forall2 R l S -> Forall2 (fun a i => P a i /\ R a i) l S.
Proof. intros F G. induction F; inversion G; subst; constructor; [split|]; auto. Qed.
Lemma all_at {A I} (P : A -> I -> Prop) l S : Forall2 P l S -> forall i, In i S -> exists a, In a l /\ P a i.
Proof.
  intros H. induction H as [|a j l S Pa _ IH]; intros i []; [subst; exists a; simpl; auto|].
  destruct (IH i) as [b [Hb Pb]]; [assumption|]. exists b. simpl. auto.
Qed.

Fixpoint transposed {A} (shape : list A) (rows : list (list Q)) : list (list Q) :=
  match rows with [] => map (fun _ => []) shape | row :: rows => map2 cons row (transposed shape rows) end.
Lemma transposed_stand {A} (shape : list A) rows T S f : List.length shape = List.length S -> stand rows T S f ->
  stand (transposed shape rows) S T (fun s t => f t s).
Proof.
  intros L H. induction H as [|row t rows T Hr _ IH]; simpl.
  - revert S L. induction shape as [|a shape IH]; intros [|s S] L; try discriminate; simpl; constructor; [constructor|].
    apply IH. simpl in L. congruence.
  - apply (map2_all cons (fun q s => q == f t s) (fun l s => stands l T (fun t => f t s)) _ _ _ _ Hr IH).
    intros q l s _ E F. constructor; assumption.
Qed.

Lemma keep_index which fs : forall k i, (i < List.length fs)%nat ->
  (In (k + i)%nat (keep which fs (seq k (List.length fs))) <-> nth i fs false = which).
Proof.
  induction fs as [|f fs IH]; intros k i Hi; [simpl in Hi; lia|]. simpl. destruct i as [|i].
  - rewrite Nat.add_0_r. destruct (Bool.eqb f which) eqn:E.
    + apply eqb_prop in E. simpl. split; auto.
    + split; [|intros ->; rewrite eqb_reflx in E; discriminate].
      intros H. apply keep_in, in_seq in H. lia.
  - simpl in Hi. specialize (IH (Datatypes.S k) i ltac:(lia)). replace (k + Datatypes.S i)%nat with (Datatypes.S k +
    i)%nat by lia.
    destruct (Bool.eqb f which); [|exact IH]. simpl. split; [intros [H|H]; [lia|apply IH, H]|]. intros H. right.
      apply IH, H.
Qed.
Lemma keep_below which fs n i : List.length fs = n -> (i < n)%nat -> (In i (keep which fs (below n)) <->
  nth i fs false = which).
Proof. intros <- H. exact (keep_index which fs 0 i H). Qed.
