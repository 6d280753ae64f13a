(** * Finite sums over lists of indices, linear systems, and contractions, over every ordered field

    Vectors and matrices are functions of indices; a sum runs over a list of them: the columns of a support, the columns
    of a basis, or all indices below a number ([below]).  So columns can be chosen without renumbering.

    Idea.  A square system has a solution for every right side, or its kernel is not 0 ([linear_system]): eliminate one
    unknown.  If e = d + F e with |F| <= R, |d| <= t and t + R w < w for some w > 0, entrywise, then |e| < w
    ([contraction]): look where |e_i|/w_i is largest. *)

From Coq Require Import ZArith QArith Lia PeanoNat List Permutation Setoid Morphisms.
From Barriers Require Import OrderedFields.
Import ListNotations.
Open Scope field_scope.

Definition below (n : nat) : list nat := seq 0 n.

Lemma in_below n i : In i (below n) <-> (i < n)%nat.
Proof. unfold below. rewrite in_seq. lia. Qed.

Lemma below_distinct n : NoDup (below n).
Proof. apply seq_NoDup. Qed.

Lemma below_length n : length (below n) = n.
Proof. apply seq_length. Qed.

Section Systems.
Context {K : ordered_field}.
Add Field K_f : (K_field K) (morphism (of_Q_morph K), constants [f_cst], setoid (K_setoid K) (K_ext K)).
Implicit Types (S I J : list nat) (f g e d w t : nat -> K) (c : K).

(** ** Sums *)

(** The sum of f over the indices of a list. *)
Fixpoint over S f : K := match S with [] => 0 | i :: rest => f i + over rest f end.

Lemma over_same S f g : (forall i, In i S -> f i == g i) -> over S f == over S g.
Proof.
  induction S as [| i S IH]; intros E; simpl; [reflexivity |].
  rewrite (E i), IH; [reflexivity | |]; intros; simpl in *; auto.
Qed.

#[global] Instance over_proper : Proper (eq ==> pointwise_relation nat feq ==> feq) over.
Proof. intros S S' <- f g E. apply over_same. intros i _. apply E. Qed.

Lemma over_zero S f : (forall i, In i S -> f i == 0) -> over S f == 0.
Proof.
  induction S as [| i S IH]; intros E; simpl; [reflexivity |]. rewrite (E i), IH; [ring | |]; intros; simpl in *; auto.
Qed.

Lemma over_le S f g : (forall i, In i S -> f i <= g i) -> over S f <= over S g.
Proof.
  induction S as [| i S IH]; intros E; simpl; [fra |]. assert (f i <= g i) by (apply E; simpl; auto).
  assert (over S f <= over S g) by (apply IH; intros; apply E; simpl; auto). fra.
Qed.

Lemma over_nonneg S f : (forall i, In i S -> 0 <= f i) -> 0 <= over S f.
Proof.
  intros P. assert (Z : over S (fun _ => 0) == 0) by (apply over_zero; reflexivity). rewrite <- Z. apply over_le, P.
Qed.

Lemma over_plus S f g : over S (fun i => f i + g i) == over S f + over S g.
Proof. induction S as [| i S IH]; simpl; [ring |]. rewrite IH. ring. Qed.

Lemma over_minus S f g : over S (fun i => f i - g i) == over S f - over S g.
Proof. induction S as [| i S IH]; simpl; [ring |]. rewrite IH. ring. Qed.

Lemma over_scale S c f : over S (fun i => c * f i) == c * over S f.
Proof. induction S as [| i S IH]; simpl; [ring |]. rewrite IH. ring. Qed.

Lemma over_scale_right S c f : over S (fun i => f i * c) == over S f * c.
Proof. induction S as [| i S IH]; simpl; [ring |]. rewrite IH. ring. Qed.

Lemma over_swap S J (f : nat -> nat -> K) :
  over S (fun i => over J (fun j => f i j)) == over J (fun j => over S (fun i => f i j)).
Proof.
  induction S as [| i S IH]; simpl; [symmetry; apply over_zero; reflexivity |]. rewrite IH, <- over_plus. reflexivity.
Qed.

Lemma over_abs S f g : (forall i, In i S -> fabs (f i) <= g i) -> fabs (over S f) <= over S g.
Proof.
  induction S as [| i S IH]; intros E; simpl; [pose proof (abs_spec (0 : K)); fra |].
  assert (fabs (f i) <= g i) by (apply E; simpl; auto).
  assert (fabs (over S f) <= over S g) by (apply IH; intros; apply E; simpl; auto).
  pose proof (abs_triangle (f i) (over S f)). fra.
Qed.

(** Terms >= 0 with a sum <= 0 vanish. *)
Lemma over_all_zero S f : (forall i, In i S -> 0 <= f i) -> over S f <= 0 -> forall i, In i S -> f i == 0.
Proof.
  induction S as [| k S IH]; intros P L i [] ; simpl in *.
  - subst k. assert (0 <= f i) by auto. assert (0 <= over S f) by (apply over_nonneg; auto). fra.
  - assert (0 <= f k) by auto. apply IH; auto. fra.
Qed.

Lemma over_app S J f : over (S ++ J) f == over S f + over J f.
Proof. induction S as [| i S IH]; simpl; [ring |]. rewrite IH. ring. Qed.

Lemma over_permutation S J f : Permutation S J -> over S f == over J f.
Proof. induction 1; simpl; [reflexivity | rewrite IHPermutation; reflexivity | ring | etransitivity; eassumption]. Qed.

(** What vanishes off S may be summed over S. *)
Lemma over_support n S f : NoDup S -> (forall j, In j S -> (j < n)%nat) ->
  (forall j, (j < n)%nat -> ~ In j S -> f j == 0) -> over (below n) f == over S f.
Proof.
  intros D L Z. set (rest := filter (fun j => if in_dec Nat.eq_dec j S then false else true) (below n)).
  assert (Off : forall j, In j rest <-> (j < n)%nat /\ ~ In j S).
  { intros j. unfold rest. rewrite filter_In, in_below. destruct (in_dec Nat.eq_dec j S); intuition congruence. }
  rewrite (over_permutation (below n) (S ++ rest)).
  - rewrite over_app, (over_zero rest); [ring |]. intros j Hj. apply Off in Hj. apply Z; apply Hj.
  - apply NoDup_Permutation; [apply below_distinct | |].
    + assert (N : NoDup rest) by apply NoDup_filter, below_distinct. clear Z.
      induction D as [| i S' N' D' IH']; [exact N |].
      revert Off. generalize rest N. clear - N' D'. intros R N Off. simpl. constructor.
      * intros H. apply in_app_or in H as [H | H]; [contradiction |]. apply Off in H. simpl in H. tauto.
      * assert (P : forall j, In j S' -> In j R -> False).
        { intros j Hj H. apply Off in H. simpl in H. tauto. }
        clear - D' N P. induction D' as [| i S D H IH]; [exact N |]. simpl. constructor.
        -- intros G. apply in_app_or in G as [G | G]; [contradiction |]. apply (P i); simpl; auto.
        -- apply IH. intros j Hj. apply P. simpl. auto.
    + intros j. rewrite in_app_iff, Off, in_below. split; [| intuition].
      intros H. destruct (in_dec Nat.eq_dec j S); auto.
Qed.

(** The entry of the identity matrix. *)
Definition unit_entry (i l : nat) : K := if (i =? l)%nat then 1 else 0.

Lemma over_pick S f i : NoDup S -> In i S -> over S (fun l => unit_entry i l * f l) == f i.
Proof.
  intros D. induction D as [| k S N D IH]; [intros [] |]. simpl. unfold unit_entry in *. intros [-> | H].
  - rewrite Nat.eqb_refl, over_zero; [ring |]. intros l Hl. destruct (Nat.eqb_spec i l); [subst; contradiction | ring].
  - rewrite IH by exact H. destruct (Nat.eqb_spec i k); [subst; contradiction | ring].
Qed.

(** ** Linear systems *)

Lemma eliminated J (B : nat -> nat -> K) c p i z :
  over J (fun q => (B p q - c * B i q) * z q) == over J (fun q => B p q * z q) - c * over J (fun q => B i q * z q).
Proof. rewrite <- over_scale, <- over_minus. apply over_same. intros. ring. Qed.

Definition extended j c (z : nat -> K) (q : nat) : K := if (q =? j)%nat then c else z q.

Lemma extended_over j J c z f : ~ In j J ->
  over (j :: J) (fun q => f q * extended j c z q) == f j * c + over J (fun q => f q * z q).
Proof.
  intros N. simpl. unfold extended at 1. rewrite Nat.eqb_refl. apply fadd_proper; [reflexivity |].
  apply over_same. intros q Hq. unfold extended. destruct (Nat.eqb_spec q j); [subst; contradiction | reflexivity].
Qed.

(** A square system has a kernel or solutions for every right side; in I are the equations, in J the unknowns. *)
Lemma linear_system J : forall I (B : nat -> nat -> K), NoDup J -> length I = length J ->
  (exists e, (exists j, In j J /\ ~ e j == 0) /\ forall i, In i I -> over J (fun j => B i j * e j) == 0) \/
  forall d, exists z, forall i, In i I -> over J (fun j => B i j * z j) == d i.
Proof.
  induction J as [| j J IH]; intros I B D L.
  { right. intros d. exists (fun _ => 0). destruct I; [intros i [] | discriminate]. }
  apply NoDup_cons_iff in D as [N D].
  assert (Pivot : (exists i, In i I /\ ~ B i j == 0) \/ forall i, In i I -> B i j == 0).
  { clear. induction I as [| i I IH]; [right; intros i [] |]. destruct (eq_dec (B i j) 0) as [Z | Z].
    - destruct IH as [(k & Hk & P) | P]; [left; exists k; simpl; auto | right; intros k [<- | Hk]; auto].
    - left. exists i. simpl. auto. }
  destruct Pivot as [(i & Hi & P) | Z].
  2: { left. exists (extended j 1 (fun _ => 0)). split.
       - exists j. simpl. split; [auto |]. unfold extended. rewrite Nat.eqb_refl. apply one_neq_zero.
       - intros i Hi. rewrite extended_over, (Z i Hi), over_zero by (assumption || (intros; ring)). ring. }
  apply in_split in Hi as (I1 & I2 & ->). pose (c p := B p j * / B i j).
  assert (Q : B i j * / B i j == 1) by apply mult_inv_r, P.
  destruct (IH (I1 ++ I2) (fun p q => B p q - c p * B i q) D) as [(e & (q & Hq & E) & Ker) | Sol].
  { rewrite app_length in *. simpl in L. lia. }
  - left. exists (extended j (- (/ B i j * over J (fun q => B i q * e q))) e). split.
    + exists q. simpl. split; [auto |]. unfold extended. destruct (Nat.eqb_spec q j); [subst; contradiction | exact E].
    + intros p Hp. rewrite extended_over by exact N. apply in_app_or in Hp as [Hp | [<- | Hp]].
      2: { setoid_replace (B i j * - (/ B i j * over J (fun q => B i q * e q)))
             with (- (B i j * / B i j) * over J (fun q => B i q * e q)) by ring. rewrite Q. ring. }
      all: rewrite <- (Ker p) by (apply in_or_app; auto); rewrite eliminated; unfold c; ring.
  - right. intros d. destruct (Sol (fun p => d p - c p * d i)) as [z Hz].
    exists (extended j (/ B i j * (d i - over J (fun q => B i q * z q))) z).
    intros p Hp. rewrite extended_over by exact N. apply in_app_or in Hp as [Hp | [<- | Hp]].
    2: { setoid_replace (B i j * (/ B i j * (d i - over J (fun q => B i q * z q))))
           with (B i j * / B i j * (d i - over J (fun q => B i q * z q))) by ring. rewrite Q. ring. }
    all: assert (H : over J (fun q => B p q * z q) - c p * over J (fun q => B i q * z q) == d p - c p * d i)
           by (rewrite <- eliminated; apply Hz, in_or_app; auto);
      setoid_replace (over J (fun q => B p q * z q)) with (d p - c p * d i + c p * over J (fun q => B i q * z q))
        by fra; unfold c; ring.
Qed.

(** In finite dimension injective maps are onto. *)
Lemma solvable I J (B : nat -> nat -> K) : NoDup J -> length I = length J ->
  (forall e, (forall i, In i I -> over J (fun j => B i j * e j) == 0) -> forall j, In j J -> e j == 0) ->
  forall d, exists z, forall i, In i I -> over J (fun j => B i j * z j) == d i.
Proof.
  intros D L Inj. destruct (linear_system J I B D L) as [(e & (j & Hj & N) & Ker) | Sol]; [| exact Sol].
  exfalso. apply N, (Inj e Ker j Hj).
Qed.

(** ** Contractions in a weighted maximum norm *)

Lemma mult_nonneg (a b : K) : 0 <= a -> 0 <= b -> 0 <= a * b.
Proof. fnra. Qed.

Lemma mult_positive (a b : K) : 0 < a -> 0 < b -> 0 < a * b.
Proof. fnra. Qed.

Lemma square_nonneg (a : K) : 0 <= a * a.
Proof. fnra. Qed.

Lemma square_zero (a : K) : a * a <= 0 -> a == 0.
Proof. intros L. apply le_antisym; apply le_not_lt; intros C; fnra. Qed.

Lemma mult_le_cancel (a b c : K) : 0 < c -> a * c <= b * c -> a <= b.
Proof. intros C L. apply le_not_lt. intros D. fnra. Qed.

(** Where |e_i|/w_i is largest. *)
Lemma largest J e w : J <> [] -> (forall i, In i J -> 0 < w i) ->
  exists i, In i J /\ forall l, In l J -> fabs (e l) * w i <= fabs (e i) * w l.
Proof.
  induction J as [| k J IH]; intros N W; [congruence |]. destruct J as [| k' J'] eqn:EJ.
  - exists k. split; [simpl; auto |]. intros l [<- | []]. apply le_refl.
  - destruct IH as (i & Hi & Max); [discriminate | intros; apply W; simpl in *; auto |]. rewrite <- EJ in *.
    assert (Wi : 0 < w i) by (apply W; simpl; auto). assert (Wk : 0 < w k) by (apply W; simpl; auto).
    destruct (lt_le_dec (fabs (e i) * w k) (fabs (e k) * w i)) as [L | L].
    + exists k. split; [simpl; auto |]. intros l [<- | Hl]; [apply le_refl |].
      assert (Wl : 0 < w l) by (apply W; simpl; auto). specialize (Max l Hl). apply (mult_le_cancel _ _ (w i) Wi).
      assert (A : 0 <= (fabs (e i) * w l - fabs (e l) * w i) * w k) by fnra.
      assert (B : 0 <= (fabs (e k) * w i - fabs (e i) * w k) * w l) by fnra. fra.
    + exists i. split; [simpl; auto |]. intros l [<- | Hl]; auto.
Qed.

Section Contraction.
Variables (J : list nat) (F R : nat -> nat -> K) (w e : nat -> K).
Hypothesis w_positive : forall i, In i J -> 0 < w i.
Hypothesis F_bounded : forall i l, In i J -> In l J -> fabs (F i l) <= R i l.

Lemma row_bound i : In i J -> (forall l, In l J -> fabs (e l) * w i <= fabs (e i) * w l) ->
  fabs (over J (fun l => F i l * e l)) * w i <= fabs (e i) * over J (fun l => R i l * w l).
Proof.
  intros Hi Max. rewrite <- over_scale. apply (le_trans _ (over J (fun l => fabs (F i l * e l)) * w i)).
  - assert (A : fabs (over J (fun l => F i l * e l)) <= over J (fun l => fabs (F i l * e l)))
      by (apply over_abs; intros; apply le_refl).
    pose proof (w_positive i Hi). fnra.
  - rewrite <- over_scale_right. apply over_le. intros l Hl. rewrite abs_mult.
    specialize (Max l Hl). specialize (F_bounded i l Hi Hl). pose proof (abs_nonneg (F i l)).
    pose proof (abs_nonneg (e i)). pose proof (w_positive l Hl).
    assert (A : 0 <= fabs (F i l) * (fabs (e i) * w l - fabs (e l) * w i)) by (apply mult_nonneg; fra).
    assert (B : 0 <= (R i l - fabs (F i l)) * (fabs (e i) * w l)) by (repeat apply mult_nonneg; fra). fra.
Qed.

Lemma contraction d t :
  (forall i, In i J -> fabs (d i) <= t i) -> (forall i, In i J -> t i + over J (fun l => R i l * w l) < w i) ->
  (forall i, In i J -> e i == d i + over J (fun l => F i l * e l)) -> forall i, In i J -> fabs (e i) < w i.
Proof.
  intros D T E i Hi. destruct (largest J e w) as (k & Hk & Max); [destruct J;
    [destruct Hi | discriminate] | assumption |].
  assert (L : fabs (e k) < w k).
  { apply lt_not_le. intros C. pose proof (row_bound k Hk Max) as B. pose proof (D k Hk) as Dk.
    pose proof (T k Hk) as Tk.
    pose proof (w_positive k Hk) as Wk. pose proof (abs_triangle (d k) (over J (fun l => F k l * e l))) as Tr.
    rewrite <- (E k Hk) in Tr. pose proof (abs_nonneg (d k)).
    set (s := fabs (over J (fun l => F k l * e l))) in *. set (r := over J (fun l => R k l * w l)) in *.
    assert (G : 0 <= (fabs (d k) + s - fabs (e k)) * w k) by (apply mult_nonneg; fra).
    assert (G' : 0 <= (t k - fabs (d k)) * w k) by (apply mult_nonneg; fra).
    assert (G'' : 0 <= t k * (fabs (e k) - w k)) by (apply mult_nonneg; fra).
    assert (G''' : 0 < (w k - t k - r) * fabs (e k)) by (apply mult_positive; fra). fra. }
  pose proof (Max i Hi) as M. pose proof (w_positive i Hi) as Wi. pose proof (w_positive k Hk) as Wk.
  apply lt_not_le. intros C. assert (0 < (w k - fabs (e k)) * w i) by (apply mult_positive; fra).
  assert (0 <= (fabs (e i) - w i) * w k) by (apply mult_nonneg; fra). fra.
Qed.

Lemma contraction_zero : (forall i, In i J -> over J (fun l => R i l * w l) < w i) ->
  (forall i, In i J -> e i == over J (fun l => F i l * e l)) -> forall i, In i J -> e i == 0.
Proof.
  intros T E i Hi. destruct (largest J e w) as (k & Hk & Max); [destruct J;
    [destruct Hi | discriminate] | assumption |].
  assert (Z : fabs (e k) <= 0).
  { apply le_not_lt. intros C. pose proof (row_bound k Hk Max) as B. rewrite <- (E k Hk) in B. pose proof (T k Hk).
    fnra. }
  pose proof (Max i Hi) as M. pose proof (w_positive i Hi) as Wi. pose proof (w_positive k Hk) as Wk. apply abs_zero.
  apply le_not_lt. intros C. assert (0 < fabs (e i) * w k) by fnra. assert (0 <= - fabs (e k) * w i) by fnra. fra.
Qed.
End Contraction.

(** ** Systems with an approximate inverse *)

Section Inverse.
Variables (I J : list nat) (B M R : nat -> nat -> K) (w t : nat -> K).
Hypothesis J_distinct : NoDup J.
Hypothesis square : length I = length J.
Hypothesis w_positive : forall i, In i J -> 0 < w i.
Hypothesis defect : forall i l, In i J -> In l J -> fabs (unit_entry i l - over I (fun p => M i p * B p l)) <= R i l.

Lemma preconditioned e i : In i J -> e i == over I (fun p => M i p * over J (fun l => B p l * e l)) +
  over J (fun l => (unit_entry i l - over I (fun p => M i p * B p l)) * e l).
Proof.
  intros Hi. rewrite <- (over_pick J e i J_distinct Hi) at 1.
  assert (E : over I (fun p => M i p * over J (fun l => B p l * e l)) ==
    over J (fun l => over I (fun p => M i p * B p l) * e l)).
  { transitivity (over I (fun p => over J (fun l => M i p * B p l * e l))).
    - apply over_same. intros p _. rewrite <- over_scale. apply over_same. intros. ring.
    - rewrite over_swap. apply over_same. intros l _. rewrite over_scale_right. reflexivity. }
  rewrite E, <- over_plus. apply over_same. intros. ring.
Qed.

Lemma inverse_injective : (forall i, In i J -> over J (fun l => R i l * w l) < w i) ->
  forall e, (forall p, In p I -> over J (fun l => B p l * e l) == 0) -> forall j, In j J -> e j == 0.
Proof.
  intros T e Z. apply (contraction_zero J _ R w e w_positive defect T). intros i Hi.
  rewrite (preconditioned e i Hi) at 1.
  rewrite (over_zero I); [ring |]. intros p Hp. rewrite (Z p Hp). ring.
Qed.

Lemma inverse_solution d : (forall i, In i J -> fabs (over I (fun p => M i p * d p)) <= t i) ->
  (forall i, In i J -> t i + over J (fun l => R i l * w l) < w i) ->
  exists e, (forall p, In p I -> over J (fun l => B p l * e l) == d p) /\ forall i, In i J -> fabs (e i) < w i.
Proof.
  intros D T. destruct (solvable I J B J_distinct square) with (d := d) as [e E].
  - apply inverse_injective. intros i Hi. pose proof (T i Hi). pose proof (D i Hi).
    pose proof (abs_nonneg (over I (fun p => M i p * d p))). fra.
  - exists e. split; [exact E |].
    apply (contraction J _ R w e w_positive defect (fun i => over I (fun p => M i p * d p)) t D T).
    intros i Hi. rewrite (preconditioned e i Hi) at 1. apply fadd_proper; [| reflexivity].
    apply over_same. intros p Hp. rewrite (E p Hp). reflexivity.
Qed.
End Inverse.
End Systems.
