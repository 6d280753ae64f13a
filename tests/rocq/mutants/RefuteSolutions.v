(** * Refutations of mutants of B5 and of "solutions exist": networks that are as good for all delta, and costs without
    a minimum *)

From Coq Require Import ZArith QArith Qabs List Lia Lqa.
From Barriers Require Import OrderedFields Archimedean Networks Classification Alternation Instability StableNetwork.
From Barriers Require Import Minimisers.
From Mutants Require Import Verdicts AnyLevel AnyLevelMinimisers Instances RefuteMinimisers.
Import ListNotations.
Open Scope Q_scope.
Canonical Structure Q_field.

(** ** Networks that say 1/2, and no network is better *)

(** One neuron upon one input. *)
Definition half_of_one : network Q_field :=
  @Build_network Q_field [[@Build_neuron Q_field [0] 0]] (@Build_neuron Q_field [1] (1 # 2)).

Lemma half_of_one_value (x : list Q) : value half_of_one x == 1 # 2.
Proof.
  assert (E : affine_form (@Build_neuron Q_field [0] 0) x == 0).
  { unfold affine_form. change (weights (@Build_neuron Q_field [0] 0)) with (@repeat Q_field fzero 1).
    rewrite (dot_zero (K := K)). reflexivity. }
  assert (R : relu (affine_form (@Build_neuron Q_field [0] 0) x) == 0) by (unfold relu; rewrite E; vm_compute;
    reflexivity).
  change (1 * relu (affine_form (@Build_neuron Q_field [0] 0) x) + 0 + (1 # 2) == 1 # 2). rewrite R. ring.
Qed.

Lemma half_near (v l : Q) : v == 1 # 2 -> l = @fzero K \/ l = @fone K -> (@fabs K (v - l) <= 1 # 2)%F.
Proof.
  intros V [-> | ->]; apply (@abs_le_condition K); split;
    [change (- (1 # 2) <= v - 0)%Q | change (v - 0 <= 1 # 2)%Q
    | change (- (1 # 2) <= v - 1)%Q | change (v - 1 <= 1 # 2)%Q]; lra.
Qed.

Lemma half_solves d N (phi : network Q_field) a delta : NN d N phi -> (forall x, value phi x == 1 # 2) ->
  (forall phi' : network Q_field, NN d N phi' ->
    ((1 # 2) <= distance (predictions phi' (training_set (K := K) d a delta 4)) (labels 4))%F) ->
  solution (K := K) d N sup_cost 0 (labels 4) (training_set d a delta 4) (predictions phi (training_set d a delta 4)).
Proof.
  intros H V F. exists phi. split; [exact H |]. split; [apply (same_refl (K := K)) |]. intros phi' q H' E.
  specialize (F phi' H'). unfold sup_cost in *.
  assert (G : (distance (predictions phi (training_set (K := K) d a delta 4)) (labels 4) <= 1 # 2)%F).
  { rewrite predictions_on. apply (distance_maps (K := K)); [discriminate |]. intros k _. cbv beta.
    exact (half_near _ _ (V _) (label_0_or_1 (K := K) k)). }
  pose proof (@le_trans K _ _ _ F E) as C. apply (@le_trans K _ (1 # 2)); [exact G |].
  change ((1 # 2) <= 0 + q)%Q. change ((1 # 2) <= q)%Q in C. lra.
Qed.

(** For a = 0 all points are the same, with one input there is no tiny print. *)
Lemma half_solves_flat delta : solution (K := K) 2 [1%nat] sup_cost 0 (labels 4) (training_set 2 0 delta 4)
  (predictions (constant (1 # 2)) (training_set 2 0 delta 4)).
Proof.
  apply half_solves; [fact | apply constant_value |]. intros phi H.
  assert (Z : forall k, same (K := K) (z_point (K := K) 2 0 delta k) [0; 0]).
  { intros k. unfold z_point. rewrite f_0. constructor; [| constructor; [| constructor]].
    - change (0 / (@Qnat K k + $(3 # 4)) == 0)%Q. unfold Qdiv. ring.
    - change (delta * 0 == 0)%Q. ring. }
  set (q := distance _ _).
  pose proof (at_point phi 2 0 delta 4 1 q (@le_refl K q) ltac:(lia)) as P1.
  pose proof (at_point phi 2 0 delta 4 2 q (@le_refl K q) ltac:(lia)) as P2.
  rewrite (value_same phi _ _ (Z 1%nat)) in P1. rewrite (value_same phi _ _ (Z 2%nat)) in P2. clearbody q.
  apply (@abs_le_condition K) in P1, P2. destruct P1 as [_ P1], P2 as [P2 _].
  change (value phi [0; 0] - 0 <= q)%Q in P1. change (- q <= value phi [0; 0] - 1)%Q in P2. change ((1 # 2) <= q)%Q.
    lra.
Qed.

Lemma half_solves_in_one delta : solution (K := K) 1 [1%nat] sup_cost 0 (labels 4) (training_set 1 1 delta 4)
  (predictions half_of_one (training_set 1 1 delta 4)).
Proof.
  apply half_solves; [fact | apply half_of_one_value |]. intros phi H. rewrite (one_input [1%nat] phi 1 delta 4 H).
  exact (far_on_T0 (K := K) 1 [1%nat] phi 1 4 H ltac:(split; discriminate) ltac:(simpl; lia)).
Qed.

Lemma half_solves_on_T0 : solution (K := K) 2 [1%nat] sup_cost 0 (labels 4) (training_set 2 1 0 4)
  (predictions (constant (1 # 2)) (training_set 2 1 0 4)).
Proof.
  apply half_solves; [fact | apply constant_value |]. intros phi H.
  exact (far_on_T0 (K := K) 2 [1%nat] phi 1 4 H ltac:(split; discriminate) ltac:(simpl; lia)).
Qed.

(** If every network is a solution. *)
Definition no_cost : cost K := fun _ _ _ => True.
Lemma no_cost_solves d N phi T l e : NN d N phi -> solution (K := K) d N no_cost e l T (predictions phi T).
Proof. intros H. exists phi. split; [exact H |]. split; [apply (same_refl (K := K)) | intros; exact I]. Qed.

Lemma labels_solve d N delta r : (2 <= d)%nat -> N <> [] -> Forall (le 1) N -> (0 < delta)%F ->
  solution (K := K) d N sup_cost 0 (labels r) (training_set d 1 delta r) (labels r).
Proof.
  intros. apply (labels_any (K := K) d N 1 delta 0); try assumption; [reflexivity | apply sup_cost_within |
    discriminate].
Qed.

(** ** Networks that see the first coordinate alone *)

Lemma one_of_two (w b u v : Q) : affine_form (neuron_of w 0 b) [u; v] == affine_form (neuron_of w 0 b) [u; 0].
Proof. change (w * u + (0 * v + 0) + b == w * u + (0 * 0 + 0) + b)%Q. ring. Qed.

Lemma right_5_blind (u v : Q) : value right_5 [u; v] == value right_5 [u; 0].
Proof.
  unfold value. cbn [right_5 network_of hidden output fold_left relu_layer map].
  unfold affine_form at 1. unfold affine_form at 4. cbn [weights bias dot].
  assert (R : forall w b, (relu (affine_form (neuron_of w 0 b) [u; v]) == relu (affine_form (neuron_of w 0 b) [u;
    0]))%F).
  { intros w b. apply (@max_proper K); [reflexivity | apply one_of_two]. }
  rewrite !R. reflexivity.
Qed.

Lemma blind (phi : network Q_field) delta r (w : vector K) c : (forall u v, value phi [u; v] == value phi [u; 0]) ->
  (distance (predictions phi (training_set (K := K) 2 1 0 r)) w <= c)%F ->
  (distance (predictions phi (training_set (K := K) 2 1 delta r)) w <= c)%F.
Proof.
  intros B H. eapply (@le_trans K); [| exact H].
  assert (S : same (K := K) (predictions phi (training_set 2 1 delta r)) (predictions phi (training_set 2 1 0 r))).
  { rewrite !predictions_on. induction (seq 1 r) as [| k ks IH]; constructor; [| exact IH].
    unfold z_point. change (repeat fzero (2 - 2)) with (@nil Q). etransitivity; [apply B | symmetry; apply B]. }
  rewrite (distance_same (K := K) _ _ _ _ S (same_refl w)). apply (@le_refl K).
Qed.

(** ** B5: for every L there is a delta that is too small *)

Lemma small (L : Q) : 0 <= L -> exists delta, 0 < delta /\ L * delta <= 1 # 100.
Proof.
  intros H. exists (/ (100 * (L + 1))). assert (P : 0 < 100 * (L + 1)) by lra.
  split; [apply Qinv_lt_0_compat, P |]. assert (E : 100 * (L + 1) * / (100 * (L + 1)) == 1) by (field; lra).
  assert (0 < / (100 * (L + 1))) by (apply Qinv_lt_0_compat, P). set (i := / (100 * (L + 1))) in *. clearbody i. nra.
Qed.

Lemma distance_self (v : vector K) : (distance v v <= 0)%F.
Proof.
  induction v as [| u v IH]; cbn [distance]; [apply (@le_refl K) |]. apply (@max_lub K); [| exact IH].
  apply (@abs_le_condition K). split; [change (- 0 <= u - u)%Q | change (u - u <= 0)%Q]; lra.
Qed.

Lemma half_to_labels delta : (distance (predictions (constant (1 # 2)) (training_set (K := K) 2 1 delta 4)) (labels 4)
  <= 1 # 2)%F.
Proof. apply blind; [intros; rewrite !constant_value; reflexivity | vm_compute; discriminate]. Qed.
Lemma right_5_to_labels delta : (distance (predictions right_5 (training_set (K := K) 2 1 delta 5)) (labels 5) <= 9 #
  20)%F.
Proof. apply blind; [exact right_5_blind | vm_compute; discriminate]. Qed.
Lemma tiny_to_labels : (distance (predictions (second_coordinate 1) (training_set (K := K) 2 1 1 4)) (labels 4) <= 0)%F.
Proof. vm_compute. discriminate. Qed.

Ltac refute_Minimisers_B5_error m :=
  let cost _ := (first [exact (@sup_cost_within K _) | fact]) in
  let L := fresh "L" in let L0 := fresh "L" in let e := fresh "delta" in let P := fresh "pos" in let S := fresh "small" in
  let C := fresh "C" in
  let at_ d N phi a r R := (specialize (m K d N phi a 0 0 r R); met_by cost m) in
  (** A solution near which the network is, for that delta. *)
  let said e v sol near :=
    (specialize (m e v);
     met_by ltac:(fun _ => first [assumption | exact sol | fact]) m;
     pose proof (@le_trans K _ _ _ m near) as C; clear m; in_Q; lra) in
  let some _ := (destruct m as (L & L0 & m); destruct (small L L0) as (e & P & S)) in
  let at_one _ := (first [destruct m as (L & L0 & m) | specialize (m 0); destruct m as [_ m]]) in
  let labels_are e N r := constr:(labels_solve 2 N e r ltac:(lia) ltac:(discriminate) ltac:(repeat constructor)) in
  first
    [ at_ 2%nat [1%nat] (constant (1 # 2)) 1 4%nat (@sup_cost K); some ();
      first [ let s := labels_are e [1%nat] 4%nat in said e (@labels K 4) (s P) (half_to_labels e)
            | said e (predictions (constant (1 # 2)) (training_set (K := K) 2 1 e 4)) I (distance_self (predictions
              (constant (1 # 2)) (training_set (K := K) 2 1 e 4))) ]
    | at_ 2%nat [1%nat] (constant (1 # 2)) 1 4%nat (@sup_cost K); destruct m as (L & L0 & m);
      said 0 (predictions (constant (1 # 2)) (training_set (K := K) 2 1 0 4)) half_solves_on_T0
        (distance_self (predictions (constant (1 # 2)) (training_set (K := K) 2 1 0 4)))
    | at_ 2%nat [3%nat] right_5 1 5%nat (@sup_cost K); some ();
      let s := labels_are e [3%nat] 5%nat in said e (@labels K 5) (s P) (right_5_to_labels e)
    | at_ 2%nat [1%nat] right_5 1 5%nat (@sup_cost K); some ();
      let s := labels_are e [1%nat] 5%nat in said e (@labels K 5) (s P) (right_5_to_labels e)
    | at_ 2%nat [1%nat] (second_coordinate 1) 1 4%nat (@sup_cost K); at_one ();
      let s := labels_are 1 [1%nat] 4%nat in said 1 (@labels K 4) (s eq_refl) tiny_to_labels
    | at_ 2%nat [1%nat] (constant (1 # 2)) 0 4%nat (@sup_cost K); some ();
      said e (predictions (constant (1 # 2)) (training_set (K := K) 2 0 e 4)) (half_solves_flat e)
        (distance_self (predictions (constant (1 # 2)) (training_set (K := K) 2 0 e 4)))
    | at_ 1%nat [1%nat] half_of_one 1 4%nat (@sup_cost K); some ();
      said e (predictions half_of_one (training_set (K := K) 1 1 e 4)) (half_solves_in_one e)
        (distance_self (predictions half_of_one (training_set (K := K) 1 1 e 4)))
    | at_ 2%nat [1%nat] (constant (1 # 2)) 1 4%nat no_cost; some ();
      said e (predictions (constant (1 # 2)) (training_set (K := K) 2 1 e 4))
        (no_cost_solves 2 [1%nat] (constant (1 # 2)) (training_set (K := K) 2 1 e 4) (labels 4) 0 ltac:(fact))
        (distance_self (predictions (constant (1 # 2)) (training_set (K := K) 2 1 e 4)))
    | at_ 2%nat [1%nat] (constant 5) 1 4%nat (@sup_cost K); destruct m as (L & L0 & m);
      let s := labels_are 1 [1%nat] 4%nat in specialize (m 1 (labels 4) eq_refl (s eq_refl));
      assert (C : (4 <= distance (predictions (constant 5) (training_set (K := K) 2 1 1 4)) (labels 4))%F)
        by (vm_compute; discriminate);
      rewrite <- m in C; clear m; in_Q; lra ].

(** ** Costs without a minimum, for a = 0 and two points, which are one: the more, the better; or the less it costs *)

Definition larger_is_better : cost K := fun v _ q => (- first (K := K) v <= q)%Q.
(** Labels cost nothing, other vectors 1/(1 + |v_1|). *)
Definition wider_is_better : cost K := fun v w q =>
  same (K := K) v w /\ 0 <= q \/ 0 < q /\ 1 <= q * (1 + Qabs (first (K := K) v)).

Lemma wider_is_a_cost r : cost_function (K := K) r wider_is_better.
Proof.
  intros v w _ _. unfold wider_is_better. pose proof (Qabs_nonneg (first (K := K) v)) as A.
  set (b := Qabs (first (K := K) v)) in *. clearbody b. split; [| split].
  - intros q q' H L. change (q <= q')%Q in L. destruct H as [[S Z] | [Z H]]; [left; split; [exact S | lra] | right;
    split; [lra | nra]].
  - intros q [[_ Z] | [Z _]]; [exact Z | change (0 <= q)%Q; lra].
  - split; [intros [[S _] | [Z _]]; [exact S | exfalso; change (0 < 0)%Q in Z; lra] | intros S; left; split;
    [exact S | discriminate]].
Qed.

Lemma flat_point k : same (K := K) (z_point (K := K) 2 0 0 k) [0; 0].
Proof.
  unfold z_point. rewrite f_0. constructor; [| constructor; [| constructor]].
  - change (0 / (@Qnat K k + $(3 # 4)) == 0)%Q. unfold Qdiv. ring.
  - change (0 * 0 == 0)%Q. ring.
Qed.

Lemma no_widest : ~ exists v, solution (K := K) 2 [1%nat] wider_is_better 0 (labels 2) (training_set 2 0 0 2) v.
Proof.
  intros (v & phi & H & _ & M). set (c := value phi [0; 0] : Q).
  assert (V : forall k, value phi (z_point (K := K) 2 0 0 k) == c) by (intros k; apply (value_same phi), flat_point).
  set (c' := Qabs c + 1). assert (C0 := Qabs_nonneg c). assert (P : 0 < 1 + c') by (unfold c'; lra).
  assert (E : (1 + c') * / (1 + c') == 1) by (field; lra). assert (I := Qinv_lt_0_compat _ P).
  set (q := / (1 + c')) in *. clearbody q.
  specialize (M (constant c') q ltac:(fact)).
  assert (G : wider_is_better (predictions (constant c') (training_set (K := K) 2 0 0 2)) (labels 2) q).
  { right. split; [exact I |]. change (1 <= q * (1 + Qabs (value (constant c') (z_point (K := K) 2 0 0 1)))).
    rewrite (constant_value c'). rewrite (Qabs_pos c') by (unfold c'; lra). lra. }
  specialize (M G). destruct M as [[S _] | [_ M]].
  - inversion S as [| ? ? ? ? S1 S2]; subst. inversion S2 as [| ? ? ? ? S3 _]; subst.
    change (value phi (z_point (K := K) 2 0 0 1) == 0) in S1. change (value phi (z_point (K := K) 2 0 0 2) == 1) in S3.
    rewrite V in S1, S3. lra.
  - change (1 <= (0 + q) * (1 + Qabs (value phi (z_point (K := K) 2 0 0 1)))) in M. rewrite (V 1%nat) in M.
    set (b := Qabs c) in *. clearbody b. unfold c' in *. nra.
Qed.

Lemma no_largest : ~ exists v, solution (K := K) 2 [1%nat] larger_is_better 1 (labels 2) (training_set 2 0 0 2) v.
Proof.
  intros (v & phi & H & _ & M). set (c := value phi (z_point (K := K) 2 0 0 1) : Q).
  specialize (M (constant (c + 2)) (- (c + 2)) ltac:(fact)).
  assert (G : larger_is_better (predictions (constant (c + 2)) (training_set (K := K) 2 0 0 2)) (labels 2) (- (c + 2))).
  { change (- value (constant (c + 2)) (z_point (K := K) 2 0 0 1) <= - (c + 2)). rewrite (constant_value (c + 2)). lra.
    }
  specialize (M G). change (- c <= 1 + - (c + 2)) in M. lra.
Qed.

Ltac refute_Minimisers_B_solutions_exist m :=
  let cost _ := (first [exact (wider_is_a_cost _) | exact (sup_cost_is _) | fact]) in
  let at_ N e r R q := (specialize (m K 2%nat N 0 0 e r R (constant 0) q); met_by cost m) in
  let H := fresh "every" in
  first
    [ at_ [1%nat] 0 2%nat wider_is_better 1; exact (m no_widest)
    | at_ [1%nat] 1 2%nat larger_is_better 1; exact (m no_largest)
    | at_ (@nil nat) 1 1%nat (@sup_cost K) 1; apply m; intros (? & ? & (_ & H & _) & _); exact (H eq_refl)
    | at_ [1%nat] 1 1%nat (@sup_cost K) 1; apply m; intros H; specialize (H nil);
      let S := fresh "short" in destruct H as (? & _ & S & _); inversion S ].

(** Without a finite cost all networks are solutions. *)
Ltac prove_Minimisers_B_solutions_exist :=
  intros K d N a delta epshat r R phi q; intros;
  let None := fresh in intros None;
  apply None; exists (predictions phi (training_set d a delta r)), phi; split; [assumption |];
  split; [apply same_refl |];
  let phi' := fresh in let p := fresh in let H' := fresh in let C := fresh in intros phi' p H' C;
  exfalso; revert None; apply (B_solutions_exist d N a delta epshat r R phi' p); assumption.
