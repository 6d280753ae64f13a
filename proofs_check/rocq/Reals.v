(** * The results about networks in the words of the real numbers

    Here is what A0 to A6, A8, B0, B1 and the halves of B4 and B5 that are about networks say when the field is R: with
    Rmax, Rabs and the real numbers' own ceiling, so that nothing about ordered fields need be read.

    Idea.  Each definition is the one for every ordered field, read in R; that functions with equal values are equal is
    one of the axioms on which R rests. *)

From Coq Require Import ZArith QArith Qreals List Sorted Lia FunctionalExtensionality.
From Coq Require Import Raxioms RIneq Rbasic_fun Rfunctions Lra.
From Barriers Require Import OrderedFields Archimedean RealField.
From Barriers Require Import Networks Alternation Classification Instability StableNetwork Zigzag Precision.
From Barriers Require Import Uncountability Minimisers.
Import ListNotations.
Open Scope R_scope.

(** ** Networks *)

Definition network := Networks.network R_field.

Fixpoint dot (w x : list R) : R :=
  match w, x with
  | a :: w', b :: x' => a * b + dot w' x'
  | _, _ => 0
  end.

Definition relu (x : R) : R := Rmax 0 x.

(** The value of phi at x: a neuron with the weights w and the bias b takes y to <w, y> + b, which all but the last one
    rectify. *)
Definition value (phi : network) (x : list R) : R :=
  dot (weights (output phi)) (fold_left (fun y l => map (fun n => relu (dot (weights n) y + bias n)) l) (hidden phi) x)
    + bias (output phi).

Fixpoint line (u v : list R) (t : R) : list R :=
  match u, v with
  | a :: u', b :: v' => a + t * b :: line u' v' t
  | _, _ => []
  end.

(** Affine on the closed interval from lo to hi; None is infinity. *)
Definition affine_on (h : R -> R) (lo hi : option R) : Prop :=
  exists m c, forall t, match lo with Some a => a <= t | None => True end /\
    match hi with Some b => t <= b | None => True end -> h t = m * t + c.

(** The cuts increase, beyond lo, and h is affine on all the intervals from lo to the first of them, from each to the
    next, and from the last one on. *)
Fixpoint pieces (h : R -> R) (lo : option R) (cuts : list R) : Prop :=
  match cuts with
  | [] => affine_on h lo None
  | z :: cuts' => match lo with Some a => a < z | None => True end /\ affine_on h lo (Some z) /\ pieces h (Some z) cuts'
  end.

(** ** Classification functions and training sets *)

Definition ceiling (x : R) : Z := (1 - up (- x))%Z.

Lemma ceiling_least x : x <= IZR (ceiling x) < x + 1.
Proof. unfold ceiling. rewrite minus_IZR. destruct (archimed (- x)). lra. Qed.

Definition f (a : R) (x : list R) : R :=
  if Rle_dec (nth 0 x 0) 0 then 0 else IZR (ceiling (a / nth 0 x 0) mod 2).

Definition label (k : nat) : R := if Nat.even k then 1 else 0.
Definition eps (n : nat) : R := 1 / ((4 * INR n + 3) * (2 * INR n + 2)).
Definition x_point (d : nat) (a : R) (k : nat) : list R := a / (INR k + 3 / 4) :: 0 :: repeat 0 (d - 2).
Definition z_point (d : nat) (a delta : R) (k : nat) : list R :=
  a / (INR k + 3 / 4) :: delta * f a (x_point d a k) :: repeat 0 (d - 2).

Fixpoint distance (x y : list R) : R :=
  match x, y with
  | a :: x', b :: y' => Rmax (Rabs (a - b)) (distance x' y')
  | _, _ => 0
  end.

Definition cube (d : nat) (x : list R) : Prop := length x = d /\ Forall (fun q => 0 <= q <= 1) x.

Definition separated_stable (d : nat) (h : list R -> R) (e : R) (T : list (list R)) : Prop :=
  Forall (cube d) T /\ ForallOrdPairs (fun x y => 2 * e <= distance x y) T /\
  forall x y, In x T -> cube d y -> distance y x < e -> h y = h x.

(** ** Failing *)

Definition monotone (g : R -> R) : Prop :=
  (forall u v, u <= v -> g u <= g v) \/ (forall u v, u <= v -> g v <= g u).

Definition fails (g : R -> R) (phi : network) (a : R) (p : list R) : bool :=
  if Rle_dec (1 / 2) (Rabs (g (value phi p) - f a p)) then true else false.

Fixpoint add (x y : list R) : list R :=
  match x, y with
  | u :: x', v :: y' => u + v :: add x' y'
  | _, _ => []
  end.

Definition eta (d : nat) (delta s t : R) : list R := t :: - (s * delta) :: repeat 0 (d - 2).
Definition p_point (d : nat) (a t : R) (k : nat) : list R := a / (INR k + 3 / 4) + t :: 0 :: repeat 0 (d - 2).
Definition norm (x : list R) : R := distance x (repeat 0 (length x)).

Definition failing (d : nat) (a delta : R) (g : R -> R) (phi : network) (n : nat) (s t : R) : nat :=
  count (fun k => (if Req_EM_T (f a (x_point d a k)) s then true else false) &&
    fails g phi a (add (z_point d a delta k) (eta d delta s t))) n.

(** ** Weights, costs *)

Definition bounded (W : R) (n : neuron R_field) : Prop := Forall (fun w => Rabs w <= W) (weights n).
Definition weights_at_most (W : R) (phi : network) : Prop :=
  Forall (Forall (bounded W)) (hidden phi) /\ bounded W (output phi).

(** A cost with values in [0, oo] is given by the numbers above its values. *)
Definition cost := list R -> list R -> R -> Prop.

Definition cost_function (r : nat) (C : cost) : Prop :=
  forall v w, length v = r -> length w = r ->
    (forall q q', C v w q -> q <= q' -> C v w q') /\ (forall q, C v w q -> 0 <= q) /\ (C v w 0 <-> v = w).

Definition cost_function_within (r : nat) (close epshat : R) (C : cost) : Prop :=
  cost_function r C /\ forall v w, length v = r -> length w = r -> C v w epshat -> distance v w <= close.

Definition predictions (phi : network) (T : list (list R)) : list R := map (value phi) T.
Definition training_set (d : nat) (a delta : R) (r : nat) : list (list R) := map (z_point d a delta) (seq 1 r).
Definition labels (r : nat) : list R := map label (seq 1 r).

Definition solution (d : nat) (N : list nat) (C : cost) (epshat : R) (y : list R) (T : list (list R)) (v : list R)
  : Prop :=
  exists phi, NN d N phi /\ v = predictions phi T /\
    forall phi' q, NN d N phi' -> C (predictions phi' T) y q -> C (predictions phi T) y (epshat + q).

(** ** They are the definitions for every ordered field, read in R *)

Lemma relu_abstract : relu = @Networks.relu R_field.
Proof.
  apply functional_extensionality. intros x. unfold relu, Networks.relu, fmax. simpl.
  destruct (Rlt_le_dec 0 x); [apply Rmax_right | apply Rmax_left]; lra.
Qed.

Lemma Rabs_abstract : Rabs = @fabs R_field.
Proof. apply functional_extensionality. intros x. symmetry. apply abs_real. Qed.

Lemma Rmax_abstract : Rmax = @fmax R_field.
Proof.
  apply functional_extensionality. intros x. apply functional_extensionality. intros y. unfold fmax. simpl.
  destruct (Rlt_le_dec x y); [apply Rmax_right | apply Rmax_left]; lra.
Qed.

Lemma value_abstract : value = @Networks.value R_field.
Proof. unfold value. rewrite relu_abstract. reflexivity. Qed.

Lemma INR_abstract : INR = @Qnat R_archimedean.
Proof.
  apply functional_extensionality. intros n. rewrite INR_IZR_INZ. symmetry. exact (of_Z_real (Z.of_nat n)).
Qed.

Lemma eps_abstract : eps = @Classification.eps R_archimedean.
Proof. unfold eps. rewrite INR_abstract. reflexivity. Qed.

Lemma f_abstract : f = @Classification.f R_archimedean.
Proof.
  apply functional_extensionality. intros a. apply functional_extensionality. intros x.
  change (f a x = if (if Rlt_le_dec 0 (nth 0 x 0) then false else true) then 0
    else @of_Z R_field (ceiling (a / nth 0 x 0) mod 2)).
  rewrite of_Z_real. unfold f. destruct (Rlt_le_dec 0 (nth 0 x 0)), (Rle_dec (nth 0 x 0) 0); try lra; reflexivity.
Qed.

Lemma x_point_abstract : x_point = @Classification.x_point R_archimedean.
Proof. unfold x_point. rewrite INR_abstract. reflexivity. Qed.

Lemma z_point_abstract : z_point = @Classification.z_point R_archimedean.
Proof. unfold z_point. rewrite x_point_abstract, INR_abstract, f_abstract. reflexivity. Qed.

Lemma p_point_abstract : p_point = @Instability.p_point R_archimedean.
Proof. unfold p_point. rewrite INR_abstract. reflexivity. Qed.

Lemma distance_abstract : distance = @Classification.distance R_archimedean.
Proof.
  apply functional_extensionality. intros x. apply functional_extensionality. induction x as [| u x IH]; intros [| v y];
    try reflexivity. cbn [distance]. rewrite IH, Rabs_abstract, Rmax_abstract. reflexivity.
Qed.

Lemma fails_abstract : fails = @Instability.fails R_archimedean.
Proof.
  unfold fails. rewrite value_abstract, f_abstract, Rabs_abstract. do 4 (apply functional_extensionality; intro).
  unfold Instability.fails, le_bool. simpl. change (@of_Q R_field (1 # 2)) with (1 / 2).
  destruct (Rle_dec _ _), (Rlt_le_dec _ _); lra || reflexivity.
Qed.

Lemma failing_abstract : failing = @Instability.failing R_archimedean.
Proof.
  unfold failing. rewrite fails_abstract, f_abstract, x_point_abstract, z_point_abstract.
  do 8 (apply functional_extensionality; intro). unfold Instability.failing. f_equal. apply functional_extensionality.
  intros k. f_equal. unfold eq_bool. simpl. destruct (Req_EM_T _ _), (eq_dec _ _); reflexivity || contradiction.
Qed.

(** [words] turns the words of R into those of every ordered field. *)
Ltac words := rewrite ?failing_abstract, ?fails_abstract, ?z_point_abstract, ?x_point_abstract, ?p_point_abstract,
  ?distance_abstract, ?eps_abstract, ?f_abstract, ?value_abstract, ?INR_abstract, ?Rmax_abstract, ?Rabs_abstract.

(** ** A0 *)

Lemma pieces_abstract h cuts : forall lo,
  @chain R_field (@Networks.affine_on R_field h) lo cuts None -> pieces h lo cuts.
Proof.
  induction cuts as [| z cuts IH]; intros lo; [intros [_ A]; exact A |].
  intros (B & A & C). split; [destruct lo; exact B |]. split; [exact A | apply IH, C].
Qed.

Theorem A0_pieces : forall d N phi u v, NN d N phi ->
  exists cuts, pieces (fun t => value phi (line u v t)) None cuts /\ (length cuts + 1 <= P N)%nat.
Proof.
  words. intros d N phi u v H. destruct (@Networks.A0_pieces R_field d N phi u v H) as (cuts & Hc & Hl). exists cuts.
  split; [apply pieces_abstract, Hc | exact Hl].
Qed.

Theorem A0_continuous : forall d N phi u v, NN d N phi ->
  exists L, forall s t, Rabs (value phi (line u v t) - value phi (line u v s)) <= L * Rabs (t - s).
Proof. words. exact (@Networks.A0_continuous R_field). Qed.

(** ** A1 *)

Theorem A1_well_separated : forall d a delta n, (2 <= d)%nat -> 1 / 2 <= a <= 1 -> 0 < delta <= eps n ->
  separated_stable d (f a) (eps n) (map (z_point d a delta) (seq 1 n)).
Proof. unfold separated_stable. words. exact (@Classification.A1_well_separated R_archimedean). Qed.

Theorem A1_closed_balls : forall d a delta n k p,
  (2 <= d)%nat -> 1 / 2 <= a <= 1 -> (1 <= k <= n)%nat -> length p = d ->
  distance p (z_point d a delta k) <= eps n \/ distance p (x_point d a k) <= eps n -> f a p = label k.
Proof. words. exact (@Classification.A1_closed_balls R_archimedean). Qed.

(** ** A2 *)

Theorem A2_success : forall d N a delta, (2 <= d)%nat -> N <> [] -> Forall (le 1) N -> 0 < delta ->
  exists phi, NN d N phi /\ (forall x, value phi x = relu (nth 1 x 0) / delta) /\
    forall k, value phi (z_point d a delta k) = f a (z_point d a delta k).
Proof. rewrite relu_abstract. words. exact (@StableNetwork.A2_success R_archimedean). Qed.

(** ** A3 *)

Theorem A3_universal_instability : forall d N (phi : network) g a delta t n,
  NN d N phi -> monotone g -> 1 / 2 <= a <= 1 -> Rabs t <= eps n ->
  (n <= 2 * (failing d a delta g phi n 0 t + failing d a delta g phi n 1 t) + P N + 1)%nat.
Proof. words. exact (@Instability.A3_universal_instability R_archimedean). Qed.

Theorem A3_one_vector : forall d N (phi : network) g a delta t n q,
  NN d N phi -> monotone g -> 1 / 2 <= a <= 1 -> 0 < delta <= eps n -> Rabs t <= eps n -> (4 * q + P N <= n + 2)%nat ->
  exists s, (s = 0 \/ s = 1) /\
    norm (eta d delta s t) <= Rmax (Rabs t) delta <= eps n /\
    (q <= count (fun k => fails g phi a (add (z_point d a delta k) (eta d delta s t))) n)%nat /\
    forall k, (1 <= k <= n)%nat -> f a (add (z_point d a delta k) (eta d delta s t)) = f a (z_point d a delta k).
Proof. unfold norm. words. exact (@Instability.A3_one_vector R_archimedean). Qed.

Theorem A3_breaks : forall d N (phi : network) g a delta n,
  NN d N phi -> monotone g -> 1 / 2 <= a <= 1 ->
  (forall k, (1 <= k <= n)%nat -> fails g phi a (z_point d a delta k) = false) ->
  (n <= 2 * count (fun k => negb (fails g phi a (z_point d a delta k)) &&
                            fails g phi a (add (z_point d a delta k) (eta d delta 1 0))) n + P N + 1)%nat.
Proof. words. exact (@Instability.A3_breaks R_archimedean). Qed.

Theorem A3_attained : forall d w a n, (2 <= d)%nat -> (3 <= w)%nat -> 1 / 2 <= a <= 1 ->
  exists phi, NN d [w] phi /\ forall delta,
    (2 * (failing d a delta (fun y => y) phi n 0 0 + failing d a delta (fun y => y) phi n 1 0) <= n - P [w])%nat.
Proof. words. exact (@Zigzag.A3_attained R_archimedean). Qed.

Theorem A3_not_lowered : forall d w a q, (2 <= d)%nat -> (3 <= w)%nat -> 1 / 2 <= a <= 1 -> (1 <= q)%nat ->
  exists phi, NN d [w] phi /\ forall delta s, s = 0 \/ s = 1 ->
    (failing d a delta (fun y => y) phi (4 * q + P [w] - 3) s 0 <= q - 1)%nat.
Proof. words. exact (@Zigzag.A3_not_lowered R_archimedean). Qed.

(** ** A4; the rest of it is in RealsUncountability.v *)

Theorem A4_many_perturbations : forall d N (phi : network) g a delta n lo hi,
  NN d N phi -> monotone g -> 1 / 2 <= a <= 1 -> - eps n <= lo -> lo < hi -> hi <= eps n ->
  exists t_lo t_hi s A, lo <= t_lo /\ t_lo < t_hi /\ t_hi <= hi /\ (s = 0 \/ s = 1) /\
    (n <= 4 * count A n + P N + 1)%nat /\
    forall k t, (1 <= k <= n)%nat -> A k = true -> t_lo <= t <= t_hi ->
      fails g phi a (add (z_point d a delta k) (eta d delta s t)) = true.
Proof. words. exact (@Uncountability.A4_many_perturbations R_archimedean). Qed.

Theorem A4_many_functions : forall (x_1 : nat -> R) r a_0 n, 1 / 2 <= a_0 <= 1 ->
  (forall k, (1 <= k <= n)%nat -> r < x_1 k - a_0 / (INR k + 1) /\ r < a_0 / INR k - x_1 k) ->
  exists a_lo a_hi, 1 / 2 <= a_lo /\ a_lo < a_hi /\ a_hi <= 1 /\
    forall a k p, a_lo <= a <= a_hi -> (1 <= k <= n)%nat -> Rabs (nth 0 p 0 - x_1 k) <= r -> f a p = label k.
Proof. words. exact (@Uncountability.A4_many_functions R_archimedean). Qed.

Theorem A4_one_certificate : forall d N (phi : network) g a_0 delta r n,
  NN d N phi -> monotone g -> 1 / 2 <= a_0 <= 1 -> 0 < r -> r < eps n ->
  exists t_lo t_hi a_lo a_hi s A, - r <= t_lo /\ t_lo < t_hi /\ t_hi <= r /\
    1 / 2 <= a_lo /\ a_lo < a_hi /\ a_hi <= 1 /\ (s = 0 \/ s = 1) /\
    (n <= 4 * count A n + P N + 1)%nat /\
    (forall a k p, a_lo <= a <= a_hi -> (1 <= k <= n)%nat -> Rabs (nth 0 p 0 - nth 0 (z_point d a_0 delta k) 0) <= r -> f a p = label k) /\
    forall k t a, (1 <= k <= n)%nat -> A k = true -> t_lo <= t <= t_hi -> a_lo <= a <= a_hi ->
      fails g phi a (add (z_point d a_0 delta k) (eta d delta s t)) = true.
Proof. words. exact (@Uncountability.A4_one_certificate R_archimedean). Qed.

Theorem A4_functions_differ : forall a b x, 0 < a < b -> nth 0 x 0 = (a + b) / 2 -> f a x = 1 /\ f b x = 0.
Proof.
  words. intros a b x [Ha Hb] E. apply (@Uncountability.A4_functions_differ R_archimedean a b x Ha Hb).
  change (nth 0 x 0 = @of_Q R_field (1 # 2) * (a + b)). rewrite E, of_Q_real. unfold Q2R. simpl. lra.
Qed.

(** ** A5, A6 *)

Theorem A5_stable_network_exists : forall d n a delta, (2 <= d)%nat -> (2 <= n)%nat -> 1 / 2 <= a <= 1 ->
  exists psi, NN d [2 * (n - 1)]%nat psi /\
    forall k p, (1 <= k <= n)%nat -> length p = d -> distance p (z_point d a delta k) <= eps n -> value psi p = f a p.
Proof. words. exact (@StableNetwork.A5_stable_network_exists R_archimedean). Qed.

Theorem A6_dimensions_must_grow : forall d N (phi : network) g a n,
  NN d N phi -> monotone g -> 1 / 2 <= a <= 1 ->
  (forall k, (1 <= k <= n)%nat -> fails g phi a (x_point d a k) = false) -> (n <= P N + 1)%nat.
Proof. words. exact (@Instability.A6_dimensions_must_grow R_archimedean). Qed.

Theorem A6_accurate_and_stable : forall d N (phi : network) g a delta n,
  (2 <= d)%nat -> NN d N phi -> monotone g -> 1 / 2 <= a <= 1 -> 0 <= delta ->
  (forall k y, (1 <= k <= n)%nat -> length y = d -> norm y <= delta ->
    fails g phi a (add (z_point d a delta k) y) = false) ->
  (n <= P N + 1)%nat.
Proof. unfold norm. words. exact (@Instability.A6_accurate_and_stable R_archimedean). Qed.

(** ** A8 *)

Lemma power_abstract W L : W ^ L = @Precision.power R_archimedean W L.
Proof. induction L as [| L IH]; simpl; [reflexivity | rewrite IH; reflexivity]. Qed.

Theorem A8_price_in_precision : forall d N phi a delta n e W,
  NN d N phi -> 1 / 2 <= a <= 1 -> 0 <= delta -> (P N + 1 < n)%nat -> weights_at_most W phi ->
  (forall k, (1 <= k <= n)%nat -> Rabs (value phi (z_point d a delta k) - f a (z_point d a delta k)) <= e) ->
  1 - 2 * e <= W ^ (length N + 1) * INR (product N) * delta.
Proof.
  unfold weights_at_most, bounded. words. intros d N phi a delta n e W. rewrite power_abstract.
  exact (@Precision.A8_price_in_precision R_archimedean d N phi a delta n e W).
Qed.

Theorem A8_attained : forall d N a delta W e,
  (2 <= d)%nat -> N <> [] -> Forall (le 1) N -> 1 / 2 <= a <= 1 -> 0 <= delta -> 0 <= W -> 0 <= e ->
  1 - 2 * e = W ^ (length N + 1) * INR (product N) * delta ->
  exists phi, NN d N phi /\ weights_at_most W phi /\
    forall k, (1 <= k)%nat -> Rabs (value phi (z_point d a delta k) - f a (z_point d a delta k)) = e.
Proof.
  unfold weights_at_most, bounded. words. intros d N a delta W e. rewrite power_abstract.
  exact (@Precision.A8_attained R_archimedean d N a delta W e).
Qed.

(** ** B0 *)

Theorem B0_error_at_least_half : forall d N phi a r,
  NN d N phi -> 1 / 2 <= a <= 1 -> (P N + 2 <= r)%nat ->
  exists j, (1 <= j <= r)%nat /\ 1 / 2 <= Rabs (value phi (x_point d a j) - f a (x_point d a j)).
Proof. words. exact (@Instability.B0_error_at_least_half R_archimedean). Qed.

Theorem B0_half_attained : forall d N a r, (1 <= d)%nat -> N <> [] -> Forall (le 1) N -> 1 / 2 <= a <= 1 ->
  exists phi, NN d N phi /\ (forall x, value phi x = 1 / 2) /\
    forall j, (1 <= j <= r)%nat -> Rabs (value phi (x_point d a j) - f a (x_point d a j)) = 1 / 2.
Proof. words. exact (@StableNetwork.B0_half_attained R_archimedean). Qed.

(** ** B1, and what is about cost functions *)

Lemma same_equal (x y : list R) : @same R_field x y <-> x = y.
Proof.
  split; [induction 1 as [| u v x y E _ IH]; [reflexivity |]; simpl in E; congruence | intros ->; apply same_refl].
Qed.

Lemma cost_function_abstract r C : cost_function r C <-> @Minimisers.cost_function R_archimedean r C.
Proof.
  split; intros H v w V W; destruct (H v w V W) as (A & B & D); (split; [exact A | split; [exact B |]]);
    (etransitivity; [exact D |]); [symmetry |]; apply same_equal.
Qed.

Lemma cost_within_abstract r close epshat C : cost_function_within r close epshat C <->
  @Minimisers.cost_function_within R_archimedean r close epshat C.
Proof.
  unfold cost_function_within. rewrite cost_function_abstract, distance_abstract. reflexivity.
Qed.

Lemma training_set_abstract : training_set = @Minimisers.training_set R_archimedean.
Proof. unfold training_set. words. reflexivity. Qed.

Lemma predictions_abstract : predictions = @Minimisers.predictions R_archimedean.
Proof. unfold predictions. words. reflexivity. Qed.

Lemma solution_abstract d N C epshat y T v : solution d N C epshat y T v <->
  @Minimisers.solution R_archimedean d N C epshat y T v.
Proof.
  unfold solution. rewrite predictions_abstract. split; intros (phi & H & E & M); exists phi; (split; [exact H |]);
    (split; [apply same_equal, E | exact M]).
Qed.

Theorem A2_minimises : forall d N a delta r, (2 <= d)%nat -> N <> [] -> Forall (le 1) N -> 1 / 2 <= a <= 1 ->
  0 < delta ->
  exists phi, NN d N phi /\ (forall x, value phi x = relu (nth 1 x 0) / delta) /\
    forall C psi q, cost_function r C ->
      C (predictions psi (training_set d a delta r)) (labels r) q ->
      C (predictions phi (training_set d a delta r)) (labels r) q.
Proof.
  rewrite relu_abstract, training_set_abstract, predictions_abstract. words. intros d N a delta r Hd Hne HN Ha Hdelta.
  destruct (@Minimisers.A2_minimises R_archimedean d N a delta r Hd Hne HN Ha Hdelta) as (phi & H & V & M).
  exists phi. split; [exact H |]. split; [exact V |]. intros C psi q HC. apply M, cost_function_abstract, HC.
Qed.

Theorem B1_separation : forall d N a delta close epshat r C,
  (2 <= d)%nat -> N <> [] -> Forall (le 1) N -> 1 / 2 <= a <= 1 -> 0 < delta -> (P N + 2 <= r)%nat ->
  0 <= epshat -> cost_function_within r close epshat C ->
  let Xi delta := solution d N C epshat (labels r) (training_set d a delta r) in
  Xi delta (labels r) /\
  (forall v, Xi delta v -> distance v (labels r) <= close) /\
  (forall v, Xi 0 v -> 1 / 2 <= distance v (labels r)) /\
  (forall v w, Xi 0 v -> Xi delta w -> 1 / 2 - close <= distance v w).
Proof.
  rewrite training_set_abstract. words. intros d N a delta close epshat r C Hd Hne HN Ha Hdelta Hr He HC Xi.
  apply cost_within_abstract in HC.
  destruct (@Minimisers.B1_separation R_archimedean d N a delta close epshat r C Hd Hne HN Ha Hdelta Hr He HC)
    as (A & B & D & E).
  split; [apply solution_abstract, A |]. split; [intros v V; apply B, solution_abstract, V |].
  split; [intros v V; apply D, solution_abstract, V |]. intros v w V W. apply E; apply solution_abstract; assumption.
Qed.

Theorem B4_quarter : forall d N a delta r,
  (2 <= d)%nat -> N <> [] -> Forall (le 1) N -> 1 / 2 <= a <= 1 -> 0 < delta -> (P N + 2 <= r)%nat ->
  let Xi delta := solution d N (fun v w q => distance v w <= q) 0 (labels r) (training_set d a delta r) in
  let between := map (fun k => label k / 2 + 1 / 4) (seq 1 r) in
  (exists v, Xi delta v /\ distance between v <= 1 / 4) /\ (exists v, Xi 0 v /\ distance between v <= 1 / 4).
Proof.
  rewrite training_set_abstract. words. intros d N a delta r Hd Hne HN Ha Hdelta Hr Xi between.
  destruct (@Minimisers.B4_quarter R_archimedean d N a delta r Hd Hne HN Ha Hdelta Hr) as [(v & V & D) (w & W & E)].
  split; [exists v | exists w]; (split; [apply solution_abstract |]); assumption.
Qed.

Theorem B5_error : forall d N phi a close epshat r C,
  (2 <= d)%nat -> NN d N phi -> 1 / 2 <= a <= 1 -> (P N + 2 <= r)%nat ->
  0 <= epshat -> cost_function_within r close epshat C ->
  exists L, 0 <= L /\ forall delta v, 0 < delta ->
    solution d N C epshat (labels r) (training_set d a delta r) v ->
    1 / 2 - close - L * delta <= distance (predictions phi (training_set d a delta r)) v.
Proof.
  rewrite training_set_abstract, predictions_abstract. words. intros d N phi a close epshat r C Hd H Ha Hr He HC.
  apply cost_within_abstract in HC.
  destruct (@Minimisers.B5_error R_archimedean d N phi a close epshat r C Hd H Ha Hr He HC) as (L & HL & E).
  exists L. split; [exact HL |]. intros delta v Hdelta V. apply E; [exact Hdelta | apply solution_abstract, V].
Qed.
