(** * Minimisers by duality, over every ordered field

    Vectors are lists.  A dual vector u bounds the cost of every z from below; if the bound is the cost of x, x is a
    minimiser.  If the bound is strict off the support of x, and A has a left inverse there, x is the only one.

    Idea.  With c = A^T u and w = y - Az: <c, z> = <u, y> - <u, w>, and <c, z> <= lambda |z|_1. *)

From Coq Require Import ZArith QArith List Lia Setoid.
From Barriers Require Import OrderedFields Archimedean Networks.
Import ListNotations.
Open Scope field_scope.

(** P1: min |z|_1 s.t. |Az - y|_2 <= eta.  P2: min lambda |z|_1 + |Az - y|_2^2.  P3: min lambda |z|_1 + |Az - y|_2.
    LP: min <1, z> s.t. Az = y, z >= 0. *)
Inductive problem := P1 | P2 | P3 | LP.

Section Duality.
Context {K : ordered_field}.
Local Notation "0" := (@fzero K) : field_scope.
Local Notation "1" := (@fone K) : field_scope.
Local Notation vector := (vector K).
Add Field K_f : (K_field K) (morphism (of_Q_morph K), constants [f_cst], setoid (K_setoid K) (K_ext K)).
Implicit Types (v w x y z u : vector) (a b s t : K).

(** ** Vectors *)

Fixpoint difference v w : vector :=
  match v, w with a :: v, b :: w => a - b :: difference v w | _, _ => [] end.
Definition total x : K := fold_right fadd 0 x.
Definition l1 x : K := fold_right (fun a s => fabs a + s) 0 x.
Definition product (A : list vector) z : vector := map (fun row => dot row z) A.

Lemma nonneg_square a : 0 <= a * a.
Proof. fnra. Qed.
Lemma square_nonneg v : 0 <= dot v v.
Proof. induction v as [|a v IH]; simpl; [fra|]. assert (0 <= a * a) by fnra. fra. Qed.
Lemma le_of_squares a b : 0 <= b -> a * a <= b * b -> a <= b.
Proof. intros B H. destruct (lt_le_dec b a) as [L|L]; [|exact L].
  pose proof (mult_lt_0_compat (a - b) (a + b) ltac:(fra) ltac:(fra)). fra. Qed.

Lemma cauchy v : forall w, dot v w * dot v w <= dot v v * dot w w.
Proof.
  induction v as [|a v IH]; intros [|b w]; simpl; try fra.
  specialize (IH w). pose proof (square_nonneg v) as U. pose proof (square_nonneg w) as W.
  set (p := dot v w) in *. set (q := dot v v) in *. set (r := dot w w) in *. clearbody p q r.
  assert (G : a * b * p + a * b * p <= a * a * r + b * b * q).
  { apply le_of_squares.
    - pose proof (mult_le_0_compat (a * a) r (nonneg_square a) W).
      pose proof (mult_le_0_compat (b * b) q (nonneg_square b) U). fra.
    - pose proof (mult_le_0_compat ((a * b) * (a * b)) (q * r - p * p) (nonneg_square (a * b)) ltac:(fra)) as H.
      pose proof (nonneg_square (a * a * r - b * b * q)) as N. fra. }
  fra.
Qed.

Lemma dot_difference u : forall v w, length v = length w -> dot u (difference v w) == dot u v - dot u w.
Proof.
  induction u as [|c u IH]; intros [|a v] [|b w] L; try discriminate; simpl; try ring.
  injection L as L. rewrite (IH v w L). ring.
Qed.
Lemma dot_sym u : forall v, dot u v == dot v u.
Proof. induction u as [|a u IH]; intros [|b v]; simpl; try reflexivity. rewrite IH. ring. Qed.
Lemma length_difference v : forall w, length v = length w -> length (difference v w) = length v.
Proof. induction v as [|a v IH]; intros [|b w] L; simpl; try discriminate; [reflexivity|].
  f_equal. apply IH. simpl in L. lia. Qed.
Lemma square_difference v w : length v = length w ->
  dot (difference v w) (difference v w) == dot v v - $2 * dot v w + dot w w.
Proof.
  intros L. rewrite (dot_difference _ v w L), !(dot_sym (difference v w)), !(dot_difference _ v w L), (dot_sym w v).
  ring.
Qed.

Lemma square_zero v : dot v v <= 0 -> Forall (fun a => a == 0) v.
Proof.
  induction v as [|a v IH]; simpl; intros H; constructor.
  - pose proof (square_nonneg v). assert (a * a <= 0) by fra. destruct (lt_le_dec a 0), (lt_le_dec 0 a); try fra; fnra.
  - apply IH. assert (0 <= a * a) by fnra. fra.
Qed.
Lemma equal_of_difference v : forall w, length v = length w -> dot (difference v w) (difference v w) <= 0 -> same v w.
Proof.
  intros w L H. apply square_zero in H. revert w L H.
  induction v as [|a v IH]; intros [|b w] L H; try discriminate; constructor; inversion_clear H as [|? ? E F].
  - fra.
  - apply IH; [simpl in L; lia|exact F].
Qed.

(** ** Sizes *)

(** No entry of c is larger than lambda, in absolute value. *)
Definition bounded lam (c : vector) : Prop := Forall (fun a => fabs a <= lam) c.

Lemma l1_nonneg z : 0 <= l1 z.
Proof. induction z as [|a z IH]; simpl; [fra|]. pose proof (abs_nonneg a). fra. Qed.

Lemma dot_l1 lam c z : bounded lam c -> 0 <= lam -> dot c z <= lam * l1 z.
Proof.
  intros B L. revert z. induction B as [|a c A _ IH]; intros [|b z]; simpl; try fra.
  - pose proof (l1_nonneg z). pose proof (abs_nonneg b). fnra.
  - specialize (IH z). pose proof (abs_spec a). pose proof (abs_spec b). pose proof (abs_nonneg b).
    assert (a * b <= lam * fabs b); [|fra]. apply abs_le_condition in A.
    destruct (abs_spec b) as [[N E]|[N E]]; rewrite E; fnra.
Qed.

(** What is not on the support costs more than it earns. *)
Fixpoint strict_off (lam : K) (x c : vector) : Prop :=
  match x, c with
  | a :: x, b :: c => (a == 0 -> fabs b < lam) /\ strict_off lam x c
  | _, _ => True
  end.
Fixpoint vanishes_off (x z : vector) : Prop :=
  match x, z with a :: x, b :: z => (a == 0 -> b == 0) /\ vanishes_off x z | _, _ => True end.

Lemma tight lam c : forall x z, bounded lam c -> 0 <= lam -> strict_off lam x c -> length c = length z ->
  length x = length z -> lam * l1 z <= dot c z -> vanishes_off x z.
Proof.
  induction c as [|b c IH]; intros [|a x] [|e z] B L S Lc Lx H; try discriminate; simpl in *; [exact I|].
  inversion_clear B as [|? ? Bb B']. destruct S as [S S']. pose proof (dot_l1 lam c z B' L) as D.
  pose proof (abs_le_condition b lam) as Bc. apply Bc in Bb. clear Bc.
  assert (E : b * e <= lam * fabs e).
  { destruct (abs_spec e) as [[N E]|[N E]]; rewrite E; fnra. }
  split; [|apply IH; auto; try lia; fra]. intros A. specialize (S A).
  assert (F : lam * fabs e <= b * e) by fra. apply abs_lt_condition in S.
  destruct (abs_spec e) as [[N E']|[N E']]; rewrite E' in F.
  - destruct (lt_le_dec 0 e); [exfalso; fnra|fra].
  - destruct (lt_le_dec e 0); [exfalso; fnra|fra].
Qed.

(** The same for z >= 0 and c <= 1. *)
Fixpoint less_off (x c : vector) : Prop :=
  match x, c with a :: x, b :: c => (a == 0 -> b < 1) /\ less_off x c | _, _ => True end.
Lemma total_bound c : forall z, Forall (fun a => a <= 1) c -> Forall (fun a => 0 <= a) z -> length c = length z ->
  dot c z <= total z.
Proof.
  unfold total. induction c as [|a c IH]; intros [|b z] B N L; try discriminate; simpl; [fra|].
  inversion_clear B as [|? ? A B']. inversion_clear N as [|? ? Nb N']. specialize (IH z B' N' ltac:(simpl in L; lia)).
  pose proof (mult_le_0_compat (1 - a) b ltac:(fra) Nb). fra.
Qed.
Lemma tight_total c : forall x z, Forall (fun a => a <= 1) c -> Forall (fun a => 0 <= a) z ->
  length c = length z -> length x = length z -> less_off x c -> total z <= dot c z -> vanishes_off x z.
Proof.
  unfold total. induction c as [|b c IH]; intros [|a x] [|e z] B N Lc Lx S H; try discriminate; simpl in *; [exact I|].
  inversion_clear B as [|? ? Bb B']. inversion_clear N as [|? ? Ne N']. destruct S as [S S'].
  pose proof (total_bound c z B' N' ltac:(lia)) as D. unfold total in D.
  pose proof (mult_le_0_compat (1 - b) e ltac:(fra) Ne) as E.
  split; [|apply IH; auto; try lia; fra]. intros A. specialize (S A).
  destruct (lt_le_dec 0 e) as [P|P]; [exfalso|fra]. pose proof (mult_lt_0_compat (1 - b) e ltac:(fra) P). fra.
Qed.

(** The entries on the support of x are 1 at position j and 0 elsewhere; k is the first position. *)
Fixpoint picks (k j : Z) (x d : vector) : Prop :=
  match x, d with
  | a :: x, b :: d => (a == 0 \/ b == (if (k =? j)%Z then 1 else 0)) /\ picks (k + 1) j x d
  | _, _ => True
  end.
Lemma picks_none d : forall x z k j, (j < k)%Z -> picks k j x d -> vanishes_off x z -> length d = length x ->
  length z = length x -> dot d z == 0.
Proof.
  induction d as [|b d IH]; intros [|a x] [|e z] k j J P V Ld Lz; try discriminate; simpl in *; [reflexivity|].
  destruct P as [P P'], V as [V V']. rewrite (IH x z (k + 1)%Z j ltac:(lia) P' V' ltac:(lia) ltac:(lia)).
  destruct (Z.eqb_spec k j); [lia|]. destruct P as [P|P]; [rewrite (V P)|rewrite P]; ring.
Qed.
Lemma picks_nth d : forall x z k j, (k <= j)%Z -> picks k j x d -> vanishes_off x z -> length d = length x ->
  length z = length x -> dot d z == nth (Z.to_nat (j - k)) z 0.
Proof.
  induction d as [|b d IH]; intros [|a x] [|e z] k j J P V Ld Lz; try discriminate; simpl in *.
  { destruct (Z.to_nat (j - k)); reflexivity. }
  destruct P as [P P'], V as [V V']. destruct (Z.eqb_spec k j) as [->|N].
  - rewrite (picks_none d x z (j + 1)%Z j ltac:(lia) P' V' ltac:(lia) ltac:(lia)), Z.sub_diag. simpl.
    destruct P as [P|P]; [rewrite (V P)|rewrite P]; ring.
  - rewrite (IH x z (k + 1)%Z j ltac:(lia) P' V' ltac:(lia) ltac:(lia)).
    replace (Z.to_nat (j - k)) with (S (Z.to_nat (j - (k + 1)))) by lia.
    destruct P as [P|P]; [rewrite (V P)|rewrite P]; ring.
Qed.
Lemma vanishes_nth x : forall z, vanishes_off x z -> length z = length x -> forall j, nth j x 0 == 0 -> nth j z 0 == 0.
Proof.
  induction x as [|a x IH]; intros [|e z] V L [|j] E; try discriminate; simpl in *; try reflexivity; [apply V, E|].
  apply (IH z); [apply V|lia|exact E].
Qed.
Lemma same_of_entries v : forall w, length v = length w ->
  (forall j, (j < length v)%nat -> nth j v 0 == nth j w 0) -> same v w.
Proof.
  induction v as [|a v IH]; intros [|b w] L H; try discriminate; constructor.
  - apply (H O). simpl. lia.
  - apply IH; [simpl in L; lia|]. intros j Hj. apply (H (S j)). simpl. lia.
Qed.
Lemma same_cancelled y : forall v w, same (difference y v) (difference y w) -> length y = length v ->
  length y = length w -> same v w.
Proof.
  induction y as [|c y IH]; intros [|a v] [|b w] S Lv Lw; try discriminate; [constructor|].
  inversion_clear S as [|? ? ? ? E S']. constructor; [fra|]. apply IH; [exact S'|simpl in *; lia|simpl in *; lia].
Qed.

(** ** The problems *)

Section Problem.
Variables (p : problem) (lam eta : K) (A : list vector) (y : vector).

(** y - Az *)
Definition rest z : vector := difference y (product A z).

(** The cost of z is at most s, and z is admitted. *)
Definition costs z s : Prop :=
  let w := rest z in
  match p with
  | P1 => dot w w <= eta * eta /\ l1 z <= s
  | P2 => lam * l1 z + dot w w <= s
  | P3 => exists r, 0 <= r /\ dot w w <= r * r /\ lam * l1 z + r <= s
  | LP => Forall (fun a => a == 0) w /\ Forall (fun a => 0 <= a) z /\ total z <= s
  end.
(** Some cost is attained, and no z costs less. *)
Definition minimises x : Prop :=
  (exists s, costs x s) /\ forall z s, length z = length x -> costs z s -> costs x s.
(** What costs as little as x is x. *)
Definition only_minimiser x : Prop :=
  forall z, length z = length x -> (forall s, costs x s -> costs z s) -> same z x.

Variables (x u c : vector).
Hypothesis rows : length y = length A.
Hypothesis correlation : forall z, length z = length x -> dot c z == dot u (product A z).
Hypothesis length_c : length c = length x.
Hypothesis length_u : length u = length A.

Lemma length_product z : length (product A z) = length A.
Proof. apply map_length. Qed.
Lemma value_split z : length z = length x -> dot c z == dot u y - dot u (rest z).
Proof.
  intros L. unfold rest. rewrite dot_difference by (rewrite length_product; exact rows). rewrite (correlation z L).
  ring.
Qed.

(** What is left of the value for the rest. *)
Definition surplus : K := dot u y - (match p with LP => total x | _ => lam * l1 x end).

Definition feasible_dual : Prop :=
  match p with
  | P1 => lam == 1 /\ bounded lam c
  | P2 => 0 <= lam /\ bounded lam c
  | P3 => 0 <= lam /\ bounded lam c /\ dot u u <= 1
  | LP => Forall (fun a => a <= 1) c
  end.
Definition feasible : Prop :=
  match p with
  | P1 => dot (rest x) (rest x) <= eta * eta
  | LP => Forall (fun a => a == 0) (rest x) /\ Forall (fun a => 0 <= a) x
  | _ => True
  end.
Definition equal_value : Prop :=
  0 <= surplus /\
  match p with
  | P1 => eta * eta * dot u u <= surplus * surplus
  | P2 => dot (rest x) (rest x) + $(1 # 4) * dot u u <= surplus
  | P3 => dot (rest x) (rest x) <= surplus * surplus
  | LP => True
  end.
Hypothesis dual : feasible_dual.
Hypothesis primal : feasible.
Hypothesis value : equal_value.

Lemma half_square w : dot u w <= dot w w + $(1 # 4) * dot u u.
Proof.
  pose proof (cauchy u w) as C. pose proof (square_nonneg u) as U. pose proof (square_nonneg w) as W.
  set (q := dot u w) in *. set (r := dot u u) in *. set (t := dot w w) in *. clearbody q r t.
  apply le_of_squares; [fra|]. pose proof (nonneg_square (t - $(1 # 4) * r)). fra.
Qed.

Lemma dot_zero w : Forall (fun a => a == 0) w -> dot u w == 0.
Proof.
  clear. revert w. induction u as [|a v IH]; intros w H; [reflexivity|].
  destruct H as [|b w E H]; simpl; [reflexivity|].
  rewrite E, (IH w H). ring.
Qed.

(** The cost of x, and that no z costs less than the dual's value. *)
Definition best : K := match p with P1 => l1 x | P2 => lam * l1 x + dot (rest x) (rest x) | P3 => lam * l1 x +
  surplus | LP => total x end.

Lemma best_attained : costs x best.
Proof.
  unfold costs, best, feasible, equal_value in *. destruct p.
  - split; [exact primal|fra].
  - fra.
  - exists surplus. split; [apply value|]. split; [apply value|fra].
  - split; [apply primal|]. split; [apply primal|fra].
Qed.

Lemma small_product w : p = P1 -> dot w w <= eta * eta -> dot u w <= surplus.
Proof.
  intros E H. pose proof value as Va. unfold equal_value in Va. rewrite E in Va. destruct Va as [V0 V1].
  apply le_of_squares; [exact V0|]. pose proof (cauchy u w) as C.
  pose proof (mult_le_0_compat (dot u u) (eta * eta - dot w w) (square_nonneg u) ltac:(fra)). fra.
Qed.
Lemma product_within w s : p = P3 -> 0 <= s -> dot w w <= s * s -> dot u w <= s.
Proof.
  intros E S H. pose proof dual as Du. unfold feasible_dual in Du. rewrite E in Du. apply le_of_squares; [exact S|].
  pose proof (cauchy u w) as C. destruct Du as [_ [_ D]].
  pose proof (mult_le_0_compat (1 - dot u u) (dot w w) ltac:(fra) (square_nonneg w)). fra.
Qed.

Lemma none_less z s : length z = length x -> costs z s -> best <= s.
Proof.
  intros L C. pose proof (value_split z L) as V. pose proof dual as Du. pose proof value as Va.
  unfold costs in C. unfold best. unfold feasible_dual in Du. unfold equal_value, surplus in Va.
  case_eq p; intros E; rewrite E in C, Du, Va.
  - destruct C as [W S]. pose proof (small_product (rest z) E W) as B. unfold surplus in B. rewrite E in B.
    destruct Du as [E1 D]. pose proof (dot_l1 lam c z D ltac:(fra)) as G. rewrite E1 in G, B. fra.
  - destruct Du as [L0 D]. pose proof (dot_l1 lam c z D L0). pose proof (half_square (rest z)). fra.
  - destruct C as [r [R0 [R1 R2]]]. destruct Du as [L0 [D _]]. pose proof (dot_l1 lam c z D L0).
    pose proof (product_within (rest z) r E R0 R1). unfold surplus. rewrite E. fra.
  - destruct C as [W [N S]]. pose proof (total_bound c z Du N ltac:(lia)). rewrite (dot_zero _ W) in V. fra.
Qed.

Lemma costs_more z s t : costs z s -> s <= t -> costs z t.
Proof.
  unfold costs. destruct p; intros H L.
  - destruct H. split; fra.
  - fra.
  - destruct H as [r [R0 [R1 R2]]]. exists r. repeat split; fra.
  - destruct H as [W [N S]]. repeat split; auto. fra.
Qed.

Theorem dual_minimises : minimises x.
Proof.
  split; [exists best; exact best_attained|]. intros z s L C. apply (costs_more x best); [exact best_attained|].
  exact (none_less z s L C).
Qed.

(** ** The only one *)

Definition strict_dual : Prop :=
  match p with
  | LP => less_off x c
  | P3 => strict_off lam x c /\ dot u u < 1
  | _ => strict_off lam x c
  end.
Hypothesis strict : strict_dual.
Hypothesis nonneg : 0 <= lam.

(** What costs as little as x has the same rest, and vanishes off the support. *)
Lemma as_good z : length z = length x -> costs z best ->
  vanishes_off x z /\ match p with
  | P1 => dot u (rest z) == surplus /\ dot (rest z) (rest z) <= eta * eta /\ l1 z <= l1 x
  | P2 => dot (rest z) (rest z) + $(1 # 4) * dot u u <= dot u (rest z)
  | P3 | LP => dot (rest z) (rest z) <= 0
  end.
Proof.
  intros L C. pose proof (value_split z L) as V. pose proof dual as Du. pose proof value as Va.
  pose proof strict as St. unfold costs, best in C. unfold strict_dual in St. unfold feasible_dual in Du.
  unfold equal_value, surplus in Va. case_eq p; intros E; rewrite E in C, Du, Va, St.
  - destruct C as [W S]. pose proof (small_product (rest z) E W) as B. unfold surplus in B. rewrite E in B.
    destruct Du as [E1 D]. pose proof (dot_l1 lam c z D nonneg) as G.
    split; [apply (tight lam c); auto; try lia; rewrite ?E1 in *; fra|]. rewrite E1 in *.
    split; [unfold surplus; rewrite E, E1; fra|]. split; assumption.
  - destruct Du as [L0 D]. pose proof (dot_l1 lam c z D L0). pose proof (half_square (rest z)). destruct Va as [_ V1].
    split; [apply (tight lam c); auto; try lia; fra|]. fra.
  - unfold surplus in C. rewrite E in C. destruct C as [r [R0 [R1 R2]]]. destruct Du as [L0 [D _]].
    pose proof (dot_l1 lam c z D L0).
    pose proof (product_within (rest z) r E R0 R1) as B. destruct St as [S U].
    split; [apply (tight lam c); auto; try lia; fra|].
    assert (Q : dot u (rest z) == r) by fra. pose proof (cauchy u (rest z)) as Cs. rewrite Q in Cs.
    pose proof (square_nonneg u) as U0. pose proof (square_nonneg (rest z)) as W0.
    set (w := dot (rest z) (rest z)) in *. set (q := dot u u) in *. clearbody w q.
    assert (r * r <= q * (r * r)) by fnra. assert (r * r <= 0) by fnra. fra.
  - destruct C as [W [N S]]. rewrite (dot_zero _ W) in V. split; [apply (tight_total c); auto; try lia; fra|].
    clear - W. induction W as [|a w Ea _ IH]; simpl; [fra|]. assert (a * a == 0) by (rewrite Ea; ring). fra.
Qed.

Lemma small_cross v w : dot v v <= 0 -> dot w w <= 0 -> dot v w == 0.
Proof.
  intros V W. pose proof (cauchy v w) as C. pose proof (square_nonneg v). pose proof (square_nonneg w).
  assert (dot v w * dot v w <= 0) by fnra. destruct (lt_le_dec (dot v w) 0), (lt_le_dec 0 (dot v w)); try fra; fnra.
Qed.

Lemma vanish_zero v w : l1 w <= 0 -> l1 v <= 0 -> length v = length w -> same v w.
Proof.
  revert w. induction v as [|a v IH]; intros [|b w] W V L; try discriminate; simpl in *; constructor.
  - pose proof (l1_nonneg v). pose proof (l1_nonneg w). pose proof (abs_nonneg a). pose proof (abs_nonneg b).
    rewrite (abs_zero a), (abs_zero b) by fra. reflexivity.
  - pose proof (abs_nonneg a). pose proof (abs_nonneg b). apply IH; [fra|fra|simpl in L; lia].
Qed.

Lemma length_rest z : length (rest z) = length A.
Proof. unfold rest. rewrite length_difference; [exact rows|]. rewrite length_product. exact rows. Qed.

Lemma same_rest z : length z = length x -> costs z best -> same (rest z) (rest x) \/ same z x.
Proof.
  intros L C. destruct (as_good z L C) as [_ Gz]. destruct (as_good x eq_refl best_attained) as [_ Gx].
  assert (Len : length (rest z) = length (rest x)) by (rewrite !length_rest; reflexivity).
  assert (Sq := square_difference (rest z) (rest x) Len). pose proof dual as Du. pose proof value as Va.
  unfold feasible_dual in Du. unfold equal_value in Va. case_eq p; intros E; rewrite E in Gz, Gx, Du, Va.
  - destruct Gz as [Z1 [Z2 Z3]], Gx as [X1 [X2 _]]. destruct (lt_le_dec 0 (dot u u)) as [U|U].
    + left. apply (equal_of_difference _ _ Len). rewrite Sq.
      assert (N : length (rest z) = length (map fopp (rest x))) by (rewrite map_length; exact Len).
      assert (Op : forall v, dot v (map fopp (rest x)) == - dot v (rest x)).
      { clear. intros v. revert v. induction (rest x) as [|b w IH]; intros [|a v]; simpl; try ring. rewrite IH. ring. }
      pose proof (cauchy u (difference (rest z) (map fopp (rest x)))) as Cs.
      rewrite (dot_difference _ _ _ N), (square_difference _ _ N), !Op, (dot_sym (map fopp (rest x))), Op, Z1, X1 in Cs.
      destruct Va as [_ V].
      set (q := dot (rest z) (rest x)) in *. set (a := dot (rest z) (rest z)) in *.
      set (b := dot (rest x) (rest x)) in *.
      set (r := dot u u) in *. set (t := surplus) in *. clearbody q a b r t.
      assert (H : r * ($4 * (eta * eta)) <= r * (a + $2 * q + b)) by fra.
      assert ($4 * (eta * eta) <= a + $2 * q + b).
      { destruct (lt_le_dec (a + $2 * q + b) ($4 * (eta * eta))); [exfalso; fnra|assumption]. } fra.
    + right. assert (Uz : forall w, dot u w == 0).
      { intros w. apply square_zero in U. clear - U. revert w.
        induction U as [|a v Ea _ IH]; intros [|b w]; simpl; try reflexivity. rewrite Ea, IH. ring. }
      unfold surplus in Va. rewrite E, Uz in Va. destruct Du as [E1 _]. destruct Va as [V _]. rewrite E1 in V.
      pose proof (l1_nonneg x).
      apply vanish_zero; [fra|fra|exact L].
  - left. apply (equal_of_difference _ _ Len). rewrite Sq.
    set (h := map (fmul $(1 # 2)) u).
    assert (Hh : forall w, dot h w == $(1 # 2) * dot u w).
    { intros w. unfold h. clear. revert w. induction u as [|a v IH]; intros [|b w]; simpl; try ring. rewrite IH. ring. }
    assert (Cs : forall v w, dot v w * dot v w <= dot v v * dot w w) by exact cauchy.
    destruct (Nat.eq_dec (length u) (length A)) as [Lu|Lu].
    + assert (Lz : length (rest z) = length h) by (unfold h; rewrite map_length, length_rest; congruence).
      assert (Lx : length (rest x) = length h) by (unfold h; rewrite map_length, length_rest; congruence).
      assert (Dz : dot (difference (rest z) h) (difference (rest z) h) <= 0).
      { rewrite (square_difference _ _ Lz), (dot_sym _ h), !Hh, (dot_sym u h), Hh. fra. }
      assert (Dx : dot (difference (rest x) h) (difference (rest x) h) <= 0).
      { rewrite (square_difference _ _ Lx), (dot_sym _ h), !Hh, (dot_sym u h), Hh. fra. }
      pose proof (small_cross _ _ Dz Dx) as Cr.
      rewrite (dot_difference _ _ _ Lx), !(dot_sym (difference (rest z) h)), !(dot_difference _ _ _ Lz) in Cr.
      rewrite (dot_sym (rest x) h), !Hh, (dot_sym u h), Hh, (dot_sym (rest x) (rest z)) in Cr. fra.
    + contradiction.
  - left. apply (equal_of_difference _ _ Len). rewrite Sq, (small_cross _ _ Gz Gx). fra.
  - left. apply (equal_of_difference _ _ Len). rewrite Sq, (small_cross _ _ Gz Gx). fra.
Qed.
(** For each entry of the support a combination of the rows that is the unit vector there, on the support. *)
Hypothesis inverse : forall j, (j < length x)%nat -> nth j x 0 == 0 \/ exists r d : vector, picks 0 (Z.of_nat j) x d /\
  length d = length x /\ forall z, length z = length x -> dot d z == dot r (product A z).

Theorem dual_only : only_minimiser x.
Proof.
  intros z L H. pose proof (H best best_attained) as C. destruct (same_rest z L C) as [R|S]; [|exact S].
  assert (Pr : same (product A z) (product A x)).
  { apply (same_cancelled y); [exact R|rewrite length_product; exact rows|rewrite length_product; exact rows]. }
  destruct (as_good z L C) as [Vz _]. destruct (as_good x eq_refl best_attained) as [Vx _].
  apply same_of_entries; [exact L|]. intros j Hj. rewrite L in Hj. destruct (inverse j Hj) as [E|[r [d [P [Ld G]]]]].
  - rewrite E. exact (vanishes_nth x z Vz L j E).
  - pose proof (picks_nth d x z 0 (Z.of_nat j) ltac:(lia) P Vz ltac:(lia) ltac:(lia)) as Hz.
    pose proof (picks_nth d x x 0 (Z.of_nat j) ltac:(lia) P Vx ltac:(lia) ltac:(lia)) as Hx.
    rewrite Z.sub_0_r, Nat2Z.id in Hz, Hx. rewrite <- Hz, <- Hx, (G z L), (G x eq_refl). apply dot_same, Pr.
Qed.
End Problem.
End Duality.
