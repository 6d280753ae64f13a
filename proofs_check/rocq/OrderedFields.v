(** * Ordered fields, with ring, field and linear arithmetic in any of them

    [ordered_field] is a carrier with an equality (a setoid, so that Q with == is one), field operations and a decidable
    total order.  Q and the reals are instances.  [fra] and [fnra] are lra and nra for an abstract ordered field: the
    oracle of micromega is asked for a certificate, which is checked in Q and is sound in every ordered field. *)

From Coq Require Import ZArith QArith Qabs Lia Lqa List Setoid Ring Field Bool Ring_theory InitialRing Field_theory.
From Coq Require Import OrderedRing RingMicromega EnvRing QMicromega ZCoeff.
From Coq Require micromega.Tauto.
Import ListNotations.

Record ordered_field := {
  carrier :> Type;
  fzero : carrier;
  fone : carrier;
  fadd : carrier -> carrier -> carrier;
  fmul : carrier -> carrier -> carrier;
  fsub : carrier -> carrier -> carrier;
  fopp : carrier -> carrier;
  finv : carrier -> carrier;
  feq : carrier -> carrier -> Prop;
  fleq : carrier -> carrier -> Prop;
  flt : carrier -> carrier -> Prop;
  ordered_ring : SOR fzero fone fadd fmul fsub fopp feq fleq flt;
  finv_same : forall x y, feq x y -> feq (finv x) (finv y);
  finv_left : forall x, ~ feq x fzero -> feq (fmul (finv x) x) fone;
  lt_le_dec : forall x y, {flt x y} + {fleq y x}
}.

Declare Scope field_scope.
Delimit Scope field_scope with F.
Bind Scope field_scope with carrier.
Arguments fzero {_}.
Arguments fone {_}.
Arguments fadd {_} _ _.
Arguments fmul {_} _ _.
Arguments fsub {_} _ _.
Arguments fopp {_} _.
Arguments finv {_} _.
Arguments feq {_} _ _.
Arguments fleq {_} _ _.
Arguments flt {_} _ _.
Arguments lt_le_dec {_} _ _.
Definition fdiv {K : ordered_field} (x y : K) : K := fmul x (finv y).

Notation "0" := fzero : field_scope.
Notation "1" := fone : field_scope.
Infix "+" := fadd : field_scope.
Infix "*" := fmul : field_scope.
Infix "-" := fsub : field_scope.
Infix "/" := fdiv : field_scope.
Notation "- x" := (fopp x) : field_scope.
Notation "/ x" := (finv x) : field_scope.
Infix "==" := feq : field_scope.
Infix "<=" := fleq : field_scope.
Infix "<" := flt : field_scope.
Notation "x <= y <= z" := (fleq x y /\ fleq y z) : field_scope.
Notation "x < y <= z" := (flt x y /\ fleq y z) : field_scope.
Notation "x <= y < z" := (fleq x y /\ flt y z) : field_scope.
Notation "x < y < z" := (flt x y /\ flt y z) : field_scope.
Open Scope field_scope.

(** ** Setoid, ring and field *)

#[global] Instance feq_equivalence (K : ordered_field) : Equivalence (@feq K).
Proof. exact (SORsetoid (ordered_ring K)). Qed.
#[global] Instance fadd_proper (K : ordered_field) : Proper (feq ==> feq ==> feq) (@fadd K).
Proof. intros x y E u v G. exact (SORplus_wd (ordered_ring K) x y E u v G). Qed.
#[global] Instance fmul_proper (K : ordered_field) : Proper (feq ==> feq ==> feq) (@fmul K).
Proof. intros x y E u v G. exact (SORtimes_wd (ordered_ring K) x y E u v G). Qed.
#[global] Instance fopp_proper (K : ordered_field) : Proper (feq ==> feq) (@fopp K).
Proof. intros x y E. exact (SORopp_wd (ordered_ring K) x y E). Qed.
#[global] Instance finv_proper (K : ordered_field) : Proper (feq ==> feq) (@finv K).
Proof. intros x y E. exact (finv_same K x y E). Qed.
#[global] Instance fleq_proper (K : ordered_field) : Proper (feq ==> feq ==> iff) (@fleq K).
Proof. intros x y E u v G. exact (SORle_wd (ordered_ring K) x y E u v G). Qed.
#[global] Instance flt_proper (K : ordered_field) : Proper (feq ==> feq ==> iff) (@flt K).
Proof. intros x y E u v G. exact (SORlt_wd (ordered_ring K) x y E u v G). Qed.
#[global] Instance fsub_proper (K : ordered_field) : Proper (feq ==> feq ==> feq) (@fsub K).
Proof.
  intros x y E u v G. rewrite !(Rsub_def (SORrt (ordered_ring K))). rewrite E, G. reflexivity.
Qed.
#[global] Instance fdiv_proper (K : ordered_field) : Proper (feq ==> feq ==> feq) (@fdiv K).
Proof. intros x y E u v G. unfold fdiv. rewrite E, G. reflexivity. Qed.

Section Theory.
Variable K : ordered_field.
Implicit Types x y z : K.

Lemma K_setoid : Setoid_Theory K feq.
Proof. exact (SORsetoid (ordered_ring K)). Qed.
Lemma K_ext : ring_eq_ext fadd fmul fopp (@feq K).
Proof. constructor; [apply fadd_proper | apply fmul_proper | apply fopp_proper]. Qed.
Lemma K_ring : ring_theory fzero fone fadd fmul fsub fopp (@feq K).
Proof. exact (SORrt (ordered_ring K)). Qed.
Add Ring K_ring0 : K_ring (setoid K_setoid K_ext).

Lemma le_refl x : x <= x. Proof. apply (SORle_refl (ordered_ring K)). Qed.
Lemma le_antisym x y : x <= y -> y <= x -> x == y. Proof. apply (SORle_antisymm (ordered_ring K)). Qed.
Lemma le_trans x y z : x <= y -> y <= z -> x <= z. Proof. apply (SORle_trans (ordered_ring K)). Qed.
Lemma lt_not_le x y : x < y <-> ~ y <= x. Proof. apply (Rlt_nge (ordered_ring K)). Qed.
Lemma le_not_lt x y : x <= y <-> ~ y < x. Proof. apply (Rle_ngt (ordered_ring K)). Qed.
Lemma lt_le x y : x < y -> x <= y. Proof. intros H. apply (SORlt_le_neq (ordered_ring K)) in H. apply H. Qed.
Lemma lt_neq x y : x < y -> ~ x == y. Proof. intros H. apply (SORlt_le_neq (ordered_ring K)) in H. apply H. Qed.
Lemma one_neq_zero : ~ (1 : K) == 0.
Proof. intros E. apply (SORneq_0_1 (ordered_ring K)). symmetry. exact E. Qed.
Lemma lt_minus x y : x < y <-> 0 < y - x. Proof. apply (Rlt_lt_minus (ordered_ring K)). Qed.
Definition eq_dec x y : {x == y} + {~ x == y}.
Proof.
  destruct (lt_le_dec x y) as [L | L]; [right; apply lt_neq, L |].
  destruct (lt_le_dec y x) as [G | G]; [right; intros E; apply (lt_neq y x G); symmetry; exact E |].
  left. apply le_antisym; assumption.
Defined.

Lemma K_field : field_theory fzero fone fadd fmul fsub fopp fdiv finv (@feq K).
Proof.
  constructor; [exact K_ring | exact one_neq_zero | reflexivity | apply (finv_left K)].
Qed.

(** ** The rational numbers in an ordered field *)

Definition of_Z : Z -> K := gen_phiZ fzero fone fadd fmul fopp.
Definition of_Q (q : Q) : K :=
  match Qden q with xH => of_Z (Qnum q) | d => of_Z (Qnum q) / of_Z (Zpos d) end.

Lemma of_Z_morph : ring_morph fzero fone fadd fmul fsub fopp (@feq K)
  0%Z 1%Z Z.add Z.mul Z.sub Z.opp Zeq_bool of_Z.
Proof. apply gen_phiZ_morph; [apply K_setoid | apply K_ext | apply K_ring]. Qed.
Lemma of_Z_add a b : of_Z (a + b) == of_Z a + of_Z b. Proof. apply (morph_add of_Z_morph). Qed.
Lemma of_Z_mul a b : of_Z (a * b) == of_Z a * of_Z b. Proof. apply (morph_mul of_Z_morph). Qed.
Lemma of_Z_sub a b : of_Z (a - b) == of_Z a - of_Z b. Proof. apply (morph_sub of_Z_morph). Qed.
Lemma of_Z_opp a : of_Z (- a) == - of_Z a. Proof. apply (morph_opp of_Z_morph). Qed.
Lemma of_Z_lt a b : (a < b)%Z -> of_Z a < of_Z b.
Proof.
  intros L. pose proof (clt_morph (ordered_ring K) L) as M. unfold gen_order_phi_Z in M. exact M.
Qed.
Lemma of_Z_pos p : 0 < of_Z (Zpos p). Proof. apply (of_Z_lt 0 (Zpos p)). reflexivity. Qed.
Lemma of_Z_pos_neq p : ~ of_Z (Zpos p) == 0.
Proof. intros E. apply (lt_neq _ _ (of_Z_pos p)). symmetry. exact E. Qed.

Add Field K_field0 : K_field (setoid K_setoid K_ext).

Lemma of_Q_quotient q : of_Q q == of_Z (Qnum q) / of_Z (Zpos (Qden q)).
Proof.
  unfold of_Q. destruct (Qden q); try reflexivity. change (of_Z 1) with (1 : K). field. exact one_neq_zero.
Qed.

Lemma of_Q_lt p q : (p < q)%Q -> of_Q p < of_Q q.
Proof.
  intros L. unfold Qlt in L. apply of_Z_lt in L. rewrite !of_Z_mul in L. apply lt_minus.
  pose proof (of_Z_pos (Qden p)) as P. pose proof (of_Z_pos (Qden q)) as R.
  apply lt_minus in L.
  assert (I : forall x : K, 0 < x -> 0 < / x).
  { intros x X. apply lt_not_le. intros Y.
    assert (E : / x * x == 1) by (apply (finv_left K); intros E; apply (lt_neq _ _ X); symmetry; exact E).
    destruct (lt_le_dec (/ x) 0) as [N | N].
    - assert (M : / x * x < 0).
      { setoid_replace (/ x * x) with (x * / x) by ring. apply (Rtimes_pos_neg (ordered_ring K)); assumption. }
      rewrite E in M. apply lt_not_le in M. apply M. apply lt_le, (Rlt_0_1 (ordered_ring K)).
    - assert (Z0 : / x == 0) by (apply le_antisym; assumption). rewrite Z0 in E. apply one_neq_zero.
      rewrite <- E. ring. }
  rewrite !of_Q_quotient.
  setoid_replace (of_Z (Qnum q) / of_Z (Z.pos (Qden q)) - of_Z (Qnum p) / of_Z (Z.pos (Qden p)))
    with ((of_Z (Qnum q) * of_Z (Z.pos (Qden p)) - of_Z (Qnum p) * of_Z (Z.pos (Qden q))) *
      (/ of_Z (Z.pos (Qden q)) * / of_Z (Z.pos (Qden p)))) by
    (field; split; apply of_Z_pos_neq).
  apply (SORtimes_pos_pos (ordered_ring K)); [exact L |].
  apply (SORtimes_pos_pos (ordered_ring K)); apply I; apply of_Z_pos.
Qed.

Lemma of_Q_eq p q : (p == q)%Q -> of_Q p == of_Q q.
Proof.
  intros E. unfold Qeq in E. rewrite !of_Q_quotient.
  assert (G : of_Z (Qnum p) * of_Z (Z.pos (Qden q)) == of_Z (Qnum q) * of_Z (Z.pos (Qden p))).
  { rewrite <- !of_Z_mul, E. reflexivity. }
  transitivity (of_Z (Qnum p) * of_Z (Z.pos (Qden q)) / (of_Z (Z.pos (Qden p)) * of_Z (Z.pos (Qden q)))).
  - field. split; apply of_Z_pos_neq.
  - rewrite G. field. split; apply of_Z_pos_neq.
Qed.

Lemma of_Q_le p q : (p <= q)%Q -> of_Q p <= of_Q q.
Proof.
  intros L. destruct (Qlt_le_dec p q) as [L' | L']; [apply lt_le, of_Q_lt, L' |].
  rewrite (of_Q_eq p q); [apply le_refl | apply Qle_antisym; assumption].
Qed.

Lemma of_Q_morph : ring_morph fzero fone fadd fmul fsub fopp (@feq K)
  0%Q 1%Q Qplus Qmult Qminus Qopp Qeq_bool of_Q.
Proof.
  assert (Plus : forall x y : Q, of_Q (x + y)%Q == of_Q x + of_Q y).
  { intros [a b] [c d]. rewrite !of_Q_quotient. unfold Qplus. cbn [Qnum Qden].
    rewrite Pos2Z.inj_mul, of_Z_add, !of_Z_mul. field.
    split; apply of_Z_pos_neq. }
  assert (Opp : forall x : Q, of_Q (- x)%Q == - of_Q x).
  { intros [a b]. rewrite !of_Q_quotient. unfold Qopp. cbn [Qnum Qden]. rewrite of_Z_opp. field. apply of_Z_pos_neq. }
  constructor.
  - reflexivity.
  - reflexivity.
  - exact Plus.
  - intros x y. unfold Qminus. rewrite Plus, Opp. ring.
  - intros [a b] [c d]. rewrite !of_Q_quotient. unfold Qmult. cbn [Qnum Qden]. rewrite Pos2Z.inj_mul, !of_Z_mul. field.
    split; apply of_Z_pos_neq.
  - exact Opp.
  - intros x y E. apply Qeq_bool_eq in E. apply of_Q_eq, E.
Qed.

(** ** Soundness of the checker of linear arithmetic *)

Lemma K_power : power_theory fone fmul (@feq K) (fun n : N => n) (pow_N fone fmul).
Proof. constructor. intros r n. reflexivity. Qed.

Lemma K_addon : SORaddon fzero fone fadd fmul fsub fopp (@feq K) fleq 0%Q 1%Q Qplus Qmult Qminus Qopp Qeq_bool Qle_bool
  of_Q (fun n : N => n) (pow_N fone fmul).
Proof.
  constructor; [exact of_Q_morph | exact K_power | |].
  - intros x y E. apply Qeq_bool_neq in E. destruct (Q_dec x y) as [[L | L] | L]; [| | contradiction].
    + apply lt_neq, of_Q_lt, L.
    + intros G. apply (lt_neq _ _ (of_Q_lt _ _ L)). symmetry. exact G.
  - intros x y L. apply Qle_bool_iff in L. apply of_Q_le, L.
Qed.

Definition K_expr (env : PolEnv K) (e : PExpr Q) : K :=
  eval_pexpr fadd fmul fsub fopp of_Q (fun n : N => n) (pow_N fone fmul) env e.

Fixpoint K_eval (env : positive -> K) (e : PExpr Q) : K :=
  match e with
  | PEc c => of_Q c
  | PEX j => env j
  | PEadd a b => K_eval env a + K_eval env b
  | PEsub a b => K_eval env a - K_eval env b
  | PEmul a b => K_eval env a * K_eval env b
  | PEopp a => - K_eval env a
  | PEpow a n => pow_N fone fmul (K_eval env a) n
  end.

Lemma K_eval_expr env e : K_eval env e = K_expr env e.
Proof. unfold K_expr. induction e; simpl; rewrite ?IHe, ?IHe1, ?IHe2; reflexivity. Qed.

Definition K_holds (env : positive -> K) (f : Formula Q) : Prop :=
  match Fop f with
  | OpEq => K_eval env (Flhs f) == K_eval env (Frhs f)
  | OpNEq => ~ K_eval env (Flhs f) == K_eval env (Frhs f)
  | OpLe => K_eval env (Flhs f) <= K_eval env (Frhs f)
  | OpGe => K_eval env (Frhs f) <= K_eval env (Flhs f)
  | OpLt => K_eval env (Flhs f) < K_eval env (Frhs f)
  | OpGt => K_eval env (Frhs f) < K_eval env (Flhs f)
  end.

Lemma K_holds_dec env f : {K_holds env f} + {~ K_holds env f}.
Proof.
  assert (L : forall x y : K, {x <= y} + {~ x <= y}).
  { intros x y. destruct (lt_le_dec y x) as [H | H]; [right; apply lt_not_le, H | left; exact H]. }
  assert (S : forall x y : K, {x < y} + {~ x < y}).
  { intros x y. destruct (lt_le_dec x y) as [H | H]; [left; exact H | right; apply le_not_lt, H]. }
  unfold K_holds. destruct (Fop f); auto using eq_dec.
  destruct (eq_dec (K_eval env (Flhs f)) (K_eval env (Frhs f))); auto.
Defined.

Definition K_formula (env : positive -> K) (k : Tauto.kind) (f : Formula Q) : Tauto.rtyp k :=
  match k with
  | Tauto.isProp => K_holds env f
  | Tauto.isBool => if K_holds_dec env f then true else false
  end.

Definition K_formula' := eval_formula fadd fmul fsub fopp (@feq K) fleq flt of_Q (fun n : N => n) (pow_N fone fmul).
Definition K_nformula := eval_nformula fzero fadd fmul (@feq K) fleq flt of_Q.

Lemma K_formula_same env b f : Tauto.hold b (K_formula env b f) <-> K_formula' env f.
Proof.
  assert (E : K_holds env f <-> K_formula' env f).
  { destruct f as [l o r]. unfold K_holds, K_formula', eval_formula. cbn [Flhs Fop Frhs].
    rewrite !K_eval_expr. destruct o; reflexivity. }
  rewrite <- E. destruct b; simpl; [reflexivity |]. unfold is_true. destruct (K_holds_dec env f); intuition congruence.
Qed.

Lemma linear_sound : forall f w, QTautoChecker f w = true -> forall env, Tauto.eval_bf (K_formula env) f.
Proof.
  intros f w. unfold QTautoChecker.
  apply Tauto.tauto_checker_sound with (eval := K_formula) (eval' := K_nformula).
  - exact (fun env d => eval_nformula_dec (ordered_ring K) of_Q env d).
  - intros until env. unfold K_nformula, eval_nformula. destruct t.
    apply (check_inconsistent_sound (ordered_ring K) K_addon); auto.
  - unfold qdeduce. intros t t' u D env E E'.
    exact (nformula_plus_nformula_correct (ordered_ring K) K_addon env t t' E E' D).
  - intros. rewrite K_formula_same. eapply (cnf_normalise_correct (ordered_ring K) K_addon); eauto.
  - intros. rewrite Tauto.hold_eNOT, K_formula_same. now eapply (cnf_negate_correct (ordered_ring K) K_addon); eauto.
  - intros t w0. unfold Tauto.eval_tt. intros. rewrite Refl.make_impl_map with (eval := K_nformula env) by tauto.
    apply (checker_nf_sound (ordered_ring K) K_addon _ w0). assumption.
Qed.
End Theory.

Arguments of_Z {K} z.
Arguments of_Q {K} q.
Notation "$ q" := (of_Q q%Q) (at level 1, q at level 0, format "$ q") : field_scope.

(** ** The tactics *)

Ltac f_pos p := lazymatch p with xH => idtac | xO ?p => f_pos p | xI ?p => f_pos p end.
Ltac f_int z := lazymatch z with Z0 => idtac | Zpos ?p => f_pos p | Zneg ?p => f_pos p end.
Ltac f_ground q :=
  match q with
  | Qmake ?n ?d => let _ := match constr:(Set) with _ => f_int n; f_pos d end in constr:(true)
  | _ => constr:(false)
  end.

Ltac f_cst t :=
  lazymatch t with
  | @fzero _ => constr:(0%Q)
  | @fone _ => constr:(1%Q)
  | @of_Q _ ?q => let b := f_ground q in lazymatch b with true => q | false => constr:(InitialRing.NotConstant) end
  | _ => constr:(InitialRing.NotConstant)
  end.

Ltac f_add_atom t l :=
  let rec here m :=
    lazymatch m with
    | cons ?u ?m' => match constr:(Set) with _ => let _ := match constr:(Set)
      with _ => constr_eq u t end in constr:(true)
                     | _ => here m' end
    | nil => constr:(false)
    end in
  lazymatch here l with true => l | false => constr:(cons t l) end.

Ltac f_atoms t l :=
  lazymatch t with
  | fadd ?a ?b => let l := f_atoms a l in f_atoms b l
  | fsub ?a ?b => let l := f_atoms a l in f_atoms b l
  | fmul ?a ?b => let l := f_atoms a l in f_atoms b l
  | fopp ?a => f_atoms a l
  | fzero => l
  | fone => l
  | of_Q ?q => let b := f_ground q in lazymatch b with true => l | false => f_add_atom t l end
  | _ => f_add_atom t l
  end.

Ltac f_index t l n :=
  lazymatch l with
  | cons ?u ?l' =>
      match constr:(Set) with
      | _ => let _ := match constr:(Set) with _ => constr_eq u t end in n
      | _ => let n' := eval compute in (Pos.succ n) in f_index t l' n'
      end
  end.

Ltac f_term t l :=
  lazymatch t with
  | fadd ?a ?b => let a := f_term a l in let b := f_term b l in constr:(PEadd a b)
  | fsub ?a ?b => let a := f_term a l in let b := f_term b l in constr:(PEsub a b)
  | fmul ?a ?b => let a := f_term a l in let b := f_term b l in constr:(PEmul a b)
  | fopp ?a => let a := f_term a l in constr:(PEopp a)
  | fzero => constr:(@PEc Q 0%Q)
  | fone => constr:(@PEc Q 1%Q)
  | of_Q ?q =>
      let b := f_ground q in
      lazymatch b with
      | true => constr:(@PEc Q q)
      | false => let n := f_index t l 1%positive in constr:(@PEX Q n)
      end
  | _ => let n := f_index t l 1%positive in constr:(@PEX Q n)
  end.

Ltac f_arith K P :=
  lazymatch P with
  | @fleq K _ _ => idtac
  | @flt K _ _ => idtac
  | @feq K _ _ => idtac
  | ?A /\ ?B => first [f_arith K A | f_arith K B]
  | ?A \/ ?B => f_arith K A; f_arith K B
  | ?A <-> ?B => f_arith K A; f_arith K B
  | ~ ?A => f_arith K A
  | ?A -> ?B => f_arith K A; f_arith K B
  | True => idtac
  | False => idtac
  end.

Ltac f_prop_atoms P l :=
  lazymatch P with
  | fleq ?a ?b => let l := f_atoms a l in f_atoms b l
  | flt ?a ?b => let l := f_atoms a l in f_atoms b l
  | feq ?a ?b => let l := f_atoms a l in f_atoms b l
  | ?A /\ ?B => let l := f_prop_atoms A l in f_prop_atoms B l
  | ?A \/ ?B => let l := f_prop_atoms A l in f_prop_atoms B l
  | ?A <-> ?B => let l := f_prop_atoms A l in f_prop_atoms B l
  | ~ ?A => f_prop_atoms A l
  | ?A -> ?B => let l := f_prop_atoms A l in f_prop_atoms B l
  | _ => l
  end.

Ltac f_atom a b o l :=
  let a := f_term a l in let b := f_term b l in
  constr:(@Tauto.A (Formula Q) Tauto.eKind unit unit Tauto.isProp (Build_Formula a o b) tt).

Ltac f_prop P l :=
  lazymatch P with
  | fleq ?a ?b => f_atom a b OpLe l
  | flt ?a ?b => f_atom a b OpLt l
  | feq ?a ?b => f_atom a b OpEq l
  | ?A /\ ?B => let A := f_prop A l in let B := f_prop B l in constr:(Tauto.AND A B)
  | ?A \/ ?B => let A := f_prop A l in let B := f_prop B l in constr:(Tauto.OR A B)
  | ?A <-> ?B => let A := f_prop A l in let B := f_prop B l in constr:(Tauto.IFF A B)
  | ~ ?A => let A := f_prop A l in constr:(Tauto.NOT A)
  | ?A -> ?B => let A := f_prop A l in let B := f_prop B l in constr:(Tauto.IMPL A None B)
  | True => constr:(@Tauto.TT (Formula Q) Tauto.eKind unit unit Tauto.isProp)
  | False => constr:(@Tauto.FF (Formula Q) Tauto.eKind unit unit Tauto.isProp)
  | _ => constr:(@Tauto.X (Formula Q) Tauto.eKind unit unit Tauto.isProp P)
  end.

Ltac f_carrier :=
  match goal with
  | |- context [@fleq ?K _ _] => K
  | |- context [@flt ?K _ _] => K
  | |- context [@feq ?K _ _] => K
  | _ : context [@fleq ?K _ _] |- _ => K
  | _ : context [@flt ?K _ _] |- _ => K
  | _ : context [@feq ?K _ _] |- _ => K
  end.

Ltac f_solve oracle :=
  intros;
  let K := f_carrier in
  lazymatch goal with |- ?G => first [f_arith K G | exfalso] end;
  repeat match goal with H : ?P |- _ => f_arith K P; revert H end;
  lazymatch goal with
  | |- ?G =>
      let l := f_prop_atoms G (@nil (carrier K)) in
      let f := f_prop G l in
      let w := fresh "found" in
      oracle w f;
      change (Tauto.eval_bf (K_formula K (fun p => nth (Nat.pred (Pos.to_nat p)) l fzero)) f);
      apply (linear_sound K f w); vm_compute; reflexivity
  end.

Ltac fra := f_solve ltac:(fun w f => wlra_Q w f).
Ltac fnra := first [fra | f_solve ltac:(fun w f => wnra_Q w f)].

(** ** Absolute values *)

Section Functions.
Variable K : ordered_field.
Implicit Types x y z : K.

Definition fabs x : K := if lt_le_dec x 0 then - x else x.

Lemma abs_spec x : 0 <= x /\ fabs x == x \/ x <= 0 /\ fabs x == - x.
Proof. unfold fabs. destruct (lt_le_dec x 0); fra. Qed.

#[global] Instance abs_proper : Proper (feq ==> feq) fabs.
Proof. intros x y E. pose proof (abs_spec x). pose proof (abs_spec y). fra. Qed.

Lemma abs_nonneg x : 0 <= fabs x. Proof. pose proof (abs_spec x). fra. Qed.
Lemma le_abs x : x <= fabs x. Proof. pose proof (abs_spec x). fra. Qed.
Lemma abs_zero x : fabs x <= 0 -> x == 0. Proof. pose proof (abs_spec x). fra. Qed.
Lemma abs_opp x : fabs (- x) == fabs x. Proof. pose proof (abs_spec x). pose proof (abs_spec (- x)). fra. Qed.
Lemma abs_triangle x y : fabs (x + y) <= fabs x + fabs y.
Proof. pose proof (abs_spec x). pose proof (abs_spec y). pose proof (abs_spec (x + y)). fra. Qed.
Lemma abs_le_condition x y : fabs x <= y <-> - y <= x <= y. Proof. pose proof (abs_spec x). fra. Qed.
Lemma abs_lt_condition x y : fabs x < y <-> - y < x < y. Proof. pose proof (abs_spec x). fra. Qed.
Lemma abs_mult x y : fabs (x * y) == fabs x * fabs y.
Proof.
  destruct (abs_spec x) as [[X EX] | [X EX]], (abs_spec y) as [[Y EY] | [Y EY]]; rewrite EX, EY;
    destruct (abs_spec (x * y)) as [[Z EZ] | [Z EZ]]; rewrite EZ; fnra.
Qed.
Lemma mult_inv_r x : ~ x == 0 -> x * / x == 1.
Proof. intros H. rewrite <- (finv_left K x H). apply (Rtimes_comm (ordered_ring K)). Qed.
End Functions.
Arguments fabs {K} x.
Arguments eq_dec {K} x y.
Arguments le_refl {K} x.
Arguments le_antisym {K} x y _ _.
Arguments le_trans {K} x y z _ _.
Arguments lt_not_le {K} x y.
Arguments le_not_lt {K} x y.
Arguments lt_le {K} x y _.
Arguments lt_neq {K} x y _ _.
Arguments abs_spec {K} x.
Arguments abs_nonneg {K} x.
Arguments le_abs {K} x.
Arguments abs_zero {K} x _.
Arguments abs_opp {K} x.
Arguments abs_triangle {K} x y.
Arguments abs_le_condition {K} x y.
Arguments abs_lt_condition {K} x y.
Arguments abs_mult {K} x y.
Arguments mult_inv_r {K} x _.

(** ** The rational numbers are an ordered field *)

Definition Q_field : ordered_field.
Proof.
  refine {| carrier := Q; fzero := 0%Q; fone := 1%Q; fadd := Qplus; fmul := Qmult; fsub := Qminus; fopp := Qopp;
    finv := Qinv; feq := Qeq; fleq := Qle; flt := Qlt; ordered_ring := Qsor; lt_le_dec := Qlt_le_dec |}.
  - intros x y E. rewrite E. reflexivity.
  - intros x N. rewrite Qmult_comm. apply Qmult_inv_r, N.
Defined.
Canonical Q_field.
