(** * What the instances of A0-A8 and B are made of: networks over the rational numbers *)

From Coq Require Import ZArith QArith Qabs List Lia Lqa.
From Barriers Require Import OrderedFields Archimedean Networks Classification Alternation Instability StableNetwork.
From Barriers Require Import Minimisers.
From Barriers Require Zigzag Precision Uncountability.
From Mutants Require Import Verdicts.
Import ListNotations.
Open Scope Q_scope.

Notation K := Q_archimedean.
Canonical Structure Q_field.

(** ** Networks: d = 2, hidden neurons that see the first coordinate (bias b, weight 1 or -1), or the second *)

Definition neuron_of (w v b : Q) : neuron Q_field := @Build_neuron Q_field [w; v] b.
Definition network_of (l : list (neuron Q_field)) (out : list Q) (b : Q) : network Q_field :=
  @Build_network Q_field [l] (@Build_neuron Q_field out b).

(** Right at x^1, ..., x^5 for a = 1, although P = 4. *)
Definition right_5 : network Q_field :=
  network_of [neuron_of 1 0 (-4 # 19); neuron_of 1 0 (-4 # 15); neuron_of (-1) 0 (4 # 11)]
    [-156563 # 12664; 191235 # 25328; -266101 # 25328] (64988 # 30077).
(** One neuron: a constant, the first coordinate, a multiple of the second. *)
Definition constant (b : Q) : network Q_field := network_of [neuron_of 0 0 0] [1] b.
Definition first_coordinate : network Q_field := network_of [neuron_of 1 0 0] [1] 0.
Definition second_coordinate (w : Q) : network Q_field := network_of [neuron_of 0 w 0] [1] 0.

(** 0, 1, 1, 0 where the second coordinate is 0, 1, -1, -2. *)

(** Both weights are w. *)
Definition twice (w b : Q) : network Q_field := network_of [neuron_of 0 w 0] [w] b.
(** Right at x^2, ..., x^6. *)
Definition right_2_to_6 : network Q_field :=
  network_of [neuron_of 1 0 (-4 # 23); neuron_of 1 0 (-4 # 19); neuron_of (-1) 0 (4 # 15)]
    [140225 # 5864; -159505 # 11728; 238935 # 11728] (-24521 # 16859).

(** The value is read off the second coordinate, which is multiplied by w: 0, 1 where it is 0, 1, ... *)
Definition tiny_zigzag_of (w : Q) : network Q_field :=
  network_of [neuron_of 0 w 0; neuron_of 0 (- w) 0; neuron_of 0 (- w) (-1 # 1)] [1; 1; -2 # 1] 0.
(** ... or 0, 1 where it is -1, 0. *)
Definition inverse (w : Q) : network Q_field := network_of [neuron_of 0 (- w) 0] [-1 # 1] 1.
(** The second coordinate, and more than 1 where the first one is large. *)
Definition or_far : network Q_field := network_of [neuron_of 0 1 0; neuron_of 10 0 (-10 # 1)] [1; 1] 0.
(** Right at x^1, ..., x^6 for a = 2/5, all moved to the left by eps(6): the last two have the label 0. *)
Definition right_moved : network Q_field :=
  network_of [neuron_of (5 # 2) 0 ((5 # 756) - (4 # 19)); neuron_of (5 # 2) 0 ((5 # 756) - (4 # 15));
              neuron_of (-5 # 2) 0 ((4 # 11) - (5 # 756))]
    [-156563 # 12664; 191235 # 25328; -266101 # 25328] (64988 # 30077).

Definition not_monotone (y : Q) : Q := f (K := K) 1 [y].
Definition step (y : Q) : Q := if Qlt_le_dec y (1 # 2) then 0 else 1.
Definition same_number (y : Q) : Q := y.

Lemma step_monotone : monotone (K := K) step.
Proof.
  left. intros u v L. unfold step. change (u <= v) in L.
  destruct (Qlt_le_dec u (1 # 2)), (Qlt_le_dec v (1 # 2)); try (vm_compute; discriminate). exfalso. lra.
Qed.
Lemma same_monotone : monotone (K := K) same_number. Proof. left. auto. Qed.

(** ** What holds of all points *)

Lemma f_0 (p : list Q) : f (K := K) 0 p = 0.
Proof.
  unfold f. destruct (le_bool _ _); [reflexivity |]. set (u := first (K := K) p).
  assert (E : (0 / u == 0)%Q) by (unfold Qdiv; ring). change (@fdiv K 0 u) with (0 / u)%Q.
  rewrite (ceiling_proper (K := K) (0 / u) 0 E). reflexivity.
Qed.

Lemma f_0_or_1 a (p : list Q) : f (K := K) a p = 0 \/ f (K := K) a p = 1.
Proof.
  unfold f. destruct (le_bool _ _); [left; reflexivity |]. generalize (ceiling (@fdiv K a (first p))). intros z.
  assert (E : (z mod 2 = 0 \/ z mod 2 = 1)%Z) by (pose proof (Z.mod_pos_bound z 2); lia).
  destruct E as [-> | ->]; [left | right]; reflexivity.
Qed.

Lemma constant_value b (p : list Q) : value (constant b) p == b.
Proof.
  assert (E : (affine_form (neuron_of 0 0 0) p == 0)%F).
  { unfold affine_form. change (weights (neuron_of 0 0 0)) with (@repeat Q_field fzero 2). rewrite (dot_zero (K := K)).
    reflexivity. }
  assert (R : relu (affine_form (neuron_of 0 0 0) p) == 0) by (unfold relu; rewrite E; vm_compute; reflexivity).
  change (1 * relu (affine_form (neuron_of 0 0 0) p) + 0 + b == b). rewrite R. ring.
Qed.

Lemma constant_fails a (p : list Q) : fails (K := K) same_number (constant 5) a p = true.
Proof.
  unfold fails, same_number. rewrite (constant_value 5 p).
  destruct (f_0_or_1 a p) as [E | E]; rewrite E; reflexivity.
Qed.
Lemma constant_0_right (p : list Q) : fails (K := K) same_number (constant 0) 0 p = false.
Proof. unfold fails, same_number. rewrite f_0, (constant_value 0 p). reflexivity. Qed.

Lemma fails_proper g phi a (x y : list Q) : (forall u v, (u == v)%Q -> (g u == g v)%Q) -> same (K := K) x y ->
  fails (K := K) g phi a x = fails (K := K) g phi a y.
Proof.
  intros Hg H. unfold fails. rewrite (f_proper (K := K) a x y) by (destruct H; [reflexivity | assumption]).
  assert (E : (g (value phi x) == g (value phi y))%F) by apply Hg, (value_same (K := K)), H. rewrite E. reflexivity.
Qed.

(** Perturbations of norm 0. *)
Lemma stable_0 g phi a (A : nat -> Prop) : (forall u v, (u == v)%Q -> (g u == g v)%Q) ->
  (forall k, A k -> fails (K := K) g phi a (z_point (K := K) 2 a 0 k) = false) ->
  forall k (y : list Q), A k -> length y = 2%nat -> (norm (K := K) y <= 0)%F ->
    fails (K := K) g phi a (add (z_point (K := K) 2 a 0 k) y) = false.
Proof.
  intros Hg H k y Hk L Hy. rewrite <- (H k Hk). apply fails_proper; [exact Hg |].
  destruct y as [| u [| v [| w y]]]; try discriminate L. unfold norm in Hy. cbn [length repeat distance] in Hy.
  pose proof (@le_max_l K (fabs (u - fzero)) (fmax (fabs (v - fzero)) fzero)) as U.
  pose proof (@le_max_r K (fabs (u - fzero)) (fmax (fabs (v - fzero)) fzero)) as V.
  pose proof (@le_max_l K (fabs (v - fzero)) fzero) as V'.
  assert (Z : forall q : Q, (@fabs K (q - fzero) <= 0)%F -> q == 0).
  { intros q B. apply (@abs_le_condition K) in B. change (- 0 <= q - 0 <= 0)%Q in B. lra. }
  assert (U0 := Z u ltac:(eapply (@le_trans K); [exact U | exact Hy])).
  assert (V0 := Z v ltac:(eapply (@le_trans K); [exact V' | eapply (@le_trans K); [exact V | exact Hy]])).
  change (@fadd K) with Qplus. simpl. constructor; [change (abscissa (K := K) a k + u == abscissa (K := K) a k);
    rewrite U0; ring |].
  constructor; [| constructor]. match goal with |- feq (?q + v)%Q ?r => change (q + v == q) end. rewrite V0. ring.
Qed.

Lemma norm_not_negative (y : list Q) : ~ (norm (K := K) y <= -1 # 1)%F.
Proof.
  intros H. pose proof (distance_nonneg (K := K) y (repeat fzero (length y))) as P.
  pose proof (@le_trans K _ _ _ P H) as C. exact (C eq_refl).
Qed.
Lemma norm_not_below_0 (y : list Q) : ~ (norm (K := K) y < 0)%F.
Proof.
  intros H. pose proof (distance_nonneg (K := K) y (repeat fzero (length y))) as P.
  apply (@lt_not_le K) in H. exact (H P).
Qed.

(** Numbers of which nothing is known, and computed ones: in the words of Q. *)
Ltac plain h :=
  repeat match type of h with
         | context [@value ?F first_coordinate ?x] =>
             let v := eval vm_compute in (@value F first_coordinate x) in change (@value F first_coordinate x) with v in
               h
         | context [@relu ?F ?x] =>
             let v := eval vm_compute in (@relu F x) in change (@relu F x) with v in h
         | context [@fabs ?F ?x] =>
             let v := eval vm_compute in (@fabs F x : Q) in change (@fabs F x) with v in h
         end;
  cbv beta iota delta [fadd fmul fsub fopp feq fleq flt carrier Q_field base Q_archimedean fzero fone] in h.

Ltac destruct_all A :=
  lazymatch type of A with
  | _ /\ _ => let a := fresh in let b := fresh in destruct A as [a b]; destruct_all a; destruct_all b
  | ex _ => let x := fresh "x" in destruct A as [x A]; destruct_all A
  | affine_on _ _ _ => unfold affine_on in A; destruct_all A
  | _ => idtac
  end.

(** There is no network of such widths. *)
Ltac wrong_shape m :=
  let phi := fresh in let h := fresh in destruct m as (phi & h & _);
  let h1 := fresh in let h2 := fresh in let h3 := fresh in destruct h as (h1 & h2 & h3 & _);
  first [ exact (h2 eq_refl) | inversion h1; fail | inversion h3; subst; lia | lia ].

