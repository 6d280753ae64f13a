(** * Refutations of mutants of A4's five large statements

    The mutants say that there are intervals of t and of a.  What they say of a t in the first is contradicted by bounds
    that hold for all (NetworksOnBoxes.v), what they say of an a in the second by a point where the label is wrong. *)

From Coq Require Import ZArith QArith Qround Qabs List Lia Lqa Sorted.
From Barriers Require Import OrderedFields Archimedean Networks Classification Alternation Instability.
From Coq Require Qcanon.
From Barriers Require Uncountability.
From Mutants Require Import Verdicts Instances NetworksOnBoxes.
Import ListNotations.
Open Scope Q_scope.
Canonical Structure Q_field.

(** ** Labels at given points *)

Lemma Qnat_number k : Qnat (K := K) k == inject_Z (Z.of_nat k). Proof. apply of_Z_rational. Qed.

Lemma f_at (a x : Q) k q : inject_Z (Z.of_nat k) = q -> 0 < x -> q * x < a -> a <= (q + 1) * x ->
  f (K := K) a [x] = label (K := K) k.
Proof.
  intros <- X L U. pose proof (Qnat_number k) as E. apply (@f_label K); [exact X | |].
  - change (Qnat (K := K) k * x < a). rewrite E. exact L.
  - change (a <= (Qnat (K := K) k + 1) * x). rewrite E. exact U.
Qed.

Lemma near (x c r : Q) : c - r <= x <= c + r -> (@fabs K (@fsub K (first (K := K) [x]) c) <= r)%F.
Proof. intros H. apply (@abs_le_condition K). change (- r <= x - c <= r). lra. Qed.

Ltac qlra := in_Q; lra.
Ltac nearby :=
  lazymatch goal with
  | |- fleq (fabs (fsub (first [?x]) ?c)) ?r =>
      let v := eval vm_compute in (c : Q) in let w := eval vm_compute in (r : Q) in
      change (fleq (fabs (fsub (first (K := K) [x]) v)) w); apply near; qlra
  end.
Ltac granted := first [lia | assumption | nearby | split; qlra | qlra].
Ltac grant L :=
  lazymatch type of L with
  | ?A -> ?B => let h := fresh in assert (h : A) by (clear L; granted); specialize (L h); grant L
  | _ => idtac
  end.

(** At x the label is that of j, but it should be that of k. *)
Ltac wrong L a k x j :=
  let E := fresh in let q := eval vm_compute in (inject_Z (Z.of_nat j)) in
  assert (E : f (K := K) a [x] = label (K := K) j) by (apply (f_at a x j q eq_refl); qlra);
  specialize (L a k [x]); grant L; rewrite E in L; absurd_by_computing L.
Ltac at_zero L a k :=
  specialize (L a k [0]); grant L; rewrite (@f_at_zero K) in L by reflexivity; absurd_by_computing L.
Ltac up_to a b tac := let h := fresh in destruct (Qlt_le_dec a b) as [h | h]; [exfalso; tac () |].

(** ** Few changes *)

(** 1, -1, 1, -1, 1 at u = 0, 2, 4, 6, 7, where u = c x + e. *)
Definition four_pieces (c e : Q) : network Q_field :=
  network_of [neuron_of c 0 (e - 2); neuron_of (- c) 0 (4 - e); neuron_of (- c) 0 (6 - e)] [2; -2 # 1; 3] (-9 # 1).
Definition shifted (c : Q) : network Q_field := network_of [neuron_of 1 0 0] [1] c.
(** Its values at 1/(j + 1/2) are 0 and 1 by turns; it is not monotone. *)
Definition alternating (y : Q) : Q := not_monotone (y - (15 # 28)).

(** Perturbations: where u = c x + e has given values, and where the first coordinate is 1/(j + 1/2) more than x. *)
Definition where_u (x c e : Q) (us : list Q) : list Q := map (fun u => Qred ((u - e) / c - x)) us.
Definition harmonic (x : Q) (js : list Q) : list Q := map (fun j => Qred (1 / (j + (1 # 2)) - x)) js.

Ltac listed _ :=
  lazymatch goal with
  | |- StronglySorted _ _ => repeat constructor; vm_compute; discriminate
  | |- _ => fact
  end.

Ltac refute_Uncountability_A4_few_changes m :=
  pose proof same_monotone; pose proof step_monotone;
  let at_ N phi g a n k l :=
    (let ts := eval vm_compute in l in specialize (m K 2%nat N phi g a n k ts); met_by listed m; absurdity m) in
  first
    [ at_ [3%nat] (four_pieces 112 (-60 # 1)) same_number 1 1%nat 1%nat
        (where_u (4 # 7) 112 (-60 # 1) [0; 1; 2; 3; 4; 5; 6; 13 # 2; 7])
    | at_ [1%nat] (four_pieces 112 (-60 # 1)) same_number 1 1%nat 1%nat
        (where_u (4 # 7) 112 (-60 # 1) [0; 1; 2; 3; 4; 5; 6; 13 # 2; 7])
    | at_ [1%nat] (constant 0) same_number 1 1%nat 1%nat (@nil Q)
    | at_ [3%nat] (four_pieces (588 # 5) (-98 # 5)) same_number (1 # 3) 1%nat 1%nat
        (where_u (4 # 21) (588 # 5) (-98 # 5) [-1 # 4; 0; 1; 2; 3; 4; 5; 6; 13 # 2; 7])
    | at_ [1%nat] (constant 0) same_number 1 0%nat 100%nat (harmonic (4 # 403) [12; 11; 10; 9; 8; 7; 6])
    | at_ [1%nat] first_coordinate alternating 1 1%nat 1%nat (harmonic (1 # 28) [20; 19; 18; 17; 16; 15; 14])
    | at_ [1%nat] (shifted (-1 # 14)) step 1 1%nat 1%nat [0; -1 # 28; 0; -1 # 28; 0; -1 # 28]
    | at_ [1%nat] (constant 0) same_number 1 1%nat 1%nat (harmonic (4 # 7) [8; 7; 6; 5; 4; 3; 2]) ].

(** ** Many functions: a ball and a point in it whose label is wrong for any a *)

(** The balls lie in the level sets of a_0: up to two of them. *)
Ltac ball _ :=
  lazymatch goal with
  | |- forall k : nat, _ =>
      let k := fresh "k" in let h := fresh in intros k h;
      do 3 (destruct k as [| k]; [first [exfalso; lia | split; vm_compute; first [reflexivity | discriminate]] |]);
      exfalso; lia
  | |- exists k : nat, _ => exists 0%nat; intros; exfalso; lia
  | |- _ => fact
  end.

Ltac refute_Uncountability_A4_many_functions m :=
  let a := fresh "a_lo" in let b := fresh "a_hi" in
  let h1 := fresh "lower" in let h2 := fresh "less" in let h3 := fresh "upper" in let L := fresh "labels" in
  let at_ x r a_0 n :=
    (specialize (m K (fun _ => x) r a_0 n); met_by ball m; destruct m as (a & b & h1 & h2 & h3 & L)) in
  first
    [ at_ 0 0 1 0%nat; exfalso; clear L; qlra
    | specialize (m K (fun _ => 0) 0 1 0%nat); met_by ball m; specialize (m 1 0); absurdity m
    | at_ 0 0 1 0%nat; at_zero L a 0%nat
    | at_ (3 # 2) (2 # 5) 1 1%nat; wrong L a 1%nat (3 # 2) 0%nat
    | at_ (3 # 2) (2 # 5) 2 1%nat; wrong L a 1%nat (3 # 2) 0%nat
    | at_ (3 # 2) (2 # 5) 1 0%nat; wrong L a 1%nat (3 # 2) 0%nat
    | at_ (3 # 4) (1 # 10) 1 1%nat; first [wrong L 5 1%nat (3 # 4) 6%nat | wrong L a 1%nat (3 # 2) 0%nat]
    | at_ (1 # 4) (1 # 13) (1 # 3) 1%nat; up_to a (4 # 5) ltac:(fun _ => wrong L a 1%nat ((2 # 5) * a) 2%nat);
      wrong L a 1%nat ((2 # 9) * a) 4%nat
    | at_ (1 # 5) (3 # 100) (1 # 2) 1%nat; up_to a (54 # 100) ltac:(fun _ => wrong L a 1%nat ((2 # 5) * a) 2%nat);
      up_to a (69 # 100) ltac:(fun _ => wrong L a 1%nat ((1 # 3) * a) 2%nat);
      up_to a (9 # 10) ltac:(fun _ => wrong L a 1%nat ((20 # 81) * a) 4%nat); wrong L a 1%nat ((1 # 5) * a) 4%nat
    | at_ (37 # 100) (12 # 100) (1 # 2) 1%nat; up_to b (3 # 4) ltac:(fun _ => wrong L b 1%nat (1 # 4) 2%nat);
      wrong L b 1%nat ((2 # 5) * b) 2%nat
    | at_ (4 # 5) (1 # 5) 1 1%nat; wrong L a 1%nat 1 0%nat
    | at_ (4 # 5) (1 # 10) 1 1%nat; wrong L a 1%nat (4 # 5) 0%nat
    | at_ (3 # 8) (1 # 20) (1 # 2) 1%nat; wrong L b 1%nat (3 # 8) 2%nat
    | at_ (3 # 8) (12 # 100) (1 # 2) 1%nat; up_to a (7 # 10) ltac:(fun _ => wrong L a 1%nat ((2 # 3) * a) 1%nat);
      up_to a (95 # 100) ltac:(fun _ => wrong L a 1%nat ((1 # 2) * a) 1%nat); wrong L a 1%nat ((2 # 7) * a) 3%nat ].

(** ** A part on which the failing set is constant

    phi is the first coordinate, and x^1 = 4/7 for a = 1; g has a step at an end of the interval, or everywhere. *)

Lemma first_coordinate_value (x y : Q) : 0 <= x -> value first_coordinate [x; y] == x.
Proof.
  intros H. change (1 * @relu Q_field (1 * x + (0 * y + 0) + 0) + 0 + 0 == x).
  assert (E : (@feq Q_field (1 * x + (0 * y + 0) + 0) x)) by (change (1 * x + (0 * y + 0) + 0 == x); ring).
  pose proof (relu_proper _ _ E) as R. change (@relu Q_field (1 * x + (0 * y + 0) + 0) == @relu Q_field x) in R.
  rewrite R. pose proof (@relu_pos Q_field x H) as P. change (@relu Q_field x == x) in P. rewrite P. ring.
Qed.

Lemma label_near (t : Q) : - (1 # 28) <= t <= 1 # 28 -> f (K := K) 1%Q (p_point (K := K) 2 1%Q t 1) = 0.
Proof.
  intros H. rewrite (f_p_point (K := K) 2 1%Q 1 t 1); [reflexivity | split; discriminate | lia |].
  apply (@abs_le_condition K). exact H.
Qed.

Lemma first_fails g (t : Q) : (forall u v, u == v -> g u == g v) -> - (1 # 28) <= t <= 1 # 28 ->
  fails (K := K) g first_coordinate 1%Q (p_point (K := K) 2 1%Q t 1) =
  if Qlt_le_dec (Qabs (g ((4 # 7) + t))) (1 # 2) then false else true.
Proof.
  intros Hg H. unfold fails. rewrite (label_near t H).
  assert (V : g (@value K first_coordinate (p_point (K := K) 2 1%Q t 1)) == g ((4 # 7) + t)).
  { apply Hg. assert (X : abscissa (K := K) 1 1 == 4 # 7) by reflexivity.
    change (value first_coordinate [abscissa (K := K) 1 1 + t; 0] == (4 # 7) + t).
    rewrite first_coordinate_value; rewrite X; [reflexivity | lra]. }
  set (w := g (@value K first_coordinate _)) in *. clearbody w. change (@fsub K w 0%Q) with (w - 0).
  assert (A : @fabs K (w - 0)%Q == Qabs (g ((4 # 7) + t))).
  { rewrite (abs_rational (w - 0)). apply Qabs_wd. rewrite V. ring. }
  set (z := @fabs K (w - 0)%Q) in *. clearbody z. apply Bool.eq_true_iff_eq. rewrite (@le_bool_iff K).
  change ((1 # 2) <= z <-> (if Qlt_le_dec (Qabs (g ((4 # 7) + t))) (1 # 2) then false else true) = true).
  destruct (Qlt_le_dec (Qabs (g ((4 # 7) + t))) (1 # 2)); split; intros; try discriminate; try reflexivity; lra.
Qed.

Lemma nothing_fails (t : Q) : - (1 # 28) <= t <= 1 # 28 ->
  fails (K := K) same_number (constant 0) 1%Q (p_point (K := K) 2 1%Q t 1) = false.
Proof. intros H. unfold fails, same_number. rewrite (label_near t H), (constant_value 0). reflexivity. Qed.

(** 1 up to x^1 and 0 beyond; 0 below x^1, and 1 from there. *)
Definition until (y : Q) : Q := if Qlt_le_dec (4 # 7) y then 0 else 1.
Definition from (y : Q) : Q := if Qlt_le_dec y (4 # 7) then 0 else 1.
Lemma until_monotone : monotone (K := K) until.
Proof.
  right. intros u v L. change (u <= v) in L. unfold until.
  destruct (Qlt_le_dec (4 # 7) u), (Qlt_le_dec (4 # 7) v); try discriminate. exfalso. lra.
Qed.
Lemma from_monotone : monotone (K := K) from.
Proof.
  left. intros u v L. change (u <= v) in L. unfold from.
  destruct (Qlt_le_dec u (4 # 7)), (Qlt_le_dec v (4 # 7)); try discriminate. exfalso. lra.
Qed.
Lemma until_1 y : y <= 4 # 7 -> until y = 1.
Proof. intros H. unfold until. destruct (Qlt_le_dec _ _); [lra | reflexivity]. Qed.
Lemma until_0 y : 4 # 7 < y -> until y = 0.
Proof. intros H. unfold until. destruct (Qlt_le_dec _ _); [reflexivity | lra]. Qed.
Lemma from_1 y : 4 # 7 <= y -> from y = 1.
Proof. intros H. unfold from. destruct (Qlt_le_dec _ _); [lra | reflexivity]. Qed.
Lemma from_0 y : y < 4 # 7 -> from y = 0.
Proof. intros H. unfold from. destruct (Qlt_le_dec _ _); [reflexivity | lra]. Qed.
Lemma until_proper u v : u == v -> until u == until v.
Proof. intros E. apply (@monotone_proper K until u v until_monotone E). Qed.
Lemma from_proper u v : u == v -> from u == from v.
Proof. intros E. apply (@monotone_proper K from u v from_monotone E). Qed.

(** Whether the denominator of a rational number, in lowest terms, is odd: numbers of both kinds are everywhere. *)
Definition odd_denominator (y : Q) : Q := if Z.even (Zpos (Qden (Qred y))) then 0 else 1.

Lemma odd_denominator_proper u v : u == v -> odd_denominator u == odd_denominator v.
Proof. intros E. unfold odd_denominator. rewrite (Qred_complete u v E). reflexivity. Qed.

Lemma odd_of y i n : Z.even (Zpos n) = false -> y == i # n -> odd_denominator y = 1.
Proof.
  intros O E. unfold odd_denominator. rewrite <- (Qred_correct y) in E.
  assert (G : Z.gcd (Qnum (Qred y)) (Zpos (Qden (Qred y))) = 1%Z).
  { apply Qcanon.Qred_identity2. apply Qred_complete. apply Qred_correct. }
  set (r := Qred y) in *. assert (D : (Zpos (Qden r) | Zpos n)%Z).
  { apply (Z.gauss _ (Qnum r)); [exists i; exact E | rewrite Z.gcd_comm; exact G]. }
  destruct (Z.even (Zpos (Qden r))) eqn:Ev; [| reflexivity]. exfalso.
  destruct D as [c D]. rewrite D, Z.even_mul, Ev in O. destruct (Z.even c); discriminate O.
Qed.

Lemma even_of y j n : y == (2 * j + 1) # (2 * n) -> odd_denominator y = 0.
Proof.
  intros E. unfold odd_denominator. rewrite <- (Qred_correct y) in E. set (r := Qred y) in *.
  destruct (Z.even (Zpos (Qden r))) eqn:Ev; [reflexivity |]. exfalso.
  change (Qnum r * Zpos (2 * n) = (2 * j + 1) * Zpos (Qden r))%Z in E. apply (f_equal Z.even) in E.
  rewrite Pos2Z.inj_mul, !Z.even_mul, Z.even_add, Z.even_mul, Ev, Bool.orb_true_r in E. discriminate E.
Qed.

Lemma both_kinds (u v : Q) : u < v ->
  exists s s', u <= s <= v /\ u <= s' <= v /\ odd_denominator s = 0 /\ odd_denominator s' = 1.
Proof.
  intros L. set (m := Z.to_pos (Qceiling (/ (v - u)))).
  assert (I : 0 < / (v - u)) by (apply Qinv_lt_0_compat; lra).
  assert (C : / (v - u) <= inject_Z (Zpos m)).
  { pose proof (Qle_ceiling (/ (v - u))) as B. unfold m. rewrite Z2Pos.id; [exact B |].
    apply Z.lt_nge. intros N. apply (Qlt_not_le _ _ I). eapply Qle_trans; [exact B |]. change 0 with (inject_Z 0).
    rewrite <- Zle_Qle. exact N. }
  assert (E : / (v - u) * (v - u) == 1) by (rewrite Qmult_comm; apply Qmult_inv_r; lra).
  assert (M : 1 <= inject_Z (Zpos m) * (v - u)) by nra.
  set (j := Qceiling (u * inject_Z (Zpos m) - (1 # 2))). set (i := Qceiling (u * inject_Z (Zpos (2 * m + 1)))).
  pose proof (Qle_ceiling (u * inject_Z (Zpos m) - (1 # 2))) as J1.
  pose proof (Qceiling_lt (u * inject_Z (Zpos m) - (1 # 2))) as J2.
  pose proof (Qle_ceiling (u * inject_Z (Zpos (2 * m + 1)))) as I1.
  pose proof (Qceiling_lt (u * inject_Z (Zpos (2 * m + 1)))) as I2.
  fold j in J1, J2. fold i in I1, I2. rewrite <- Z.add_opp_r, inject_Z_plus in J2, I2.
  change (inject_Z (- (1))) with (-1 # 1) in J2, I2.
  assert (M2 : inject_Z (Zpos (2 * m + 1)) == 2 * inject_Z (Zpos m) + 1).
  { rewrite Pos2Z.inj_add, Pos2Z.inj_mul, inject_Z_plus, inject_Z_mult. reflexivity. }
  assert (Mp : 0 < inject_Z (Zpos m)) by reflexivity.
  assert (Fe : ((2 * j + 1) # (2 * m)) * (2 * inject_Z (Zpos m)) == 2 * inject_Z j + 1).
  { unfold Qeq, Qmult, Qplus, inject_Z. simpl. lia. }
  assert (Fo : (i # (2 * m + 1)) * inject_Z (Zpos (2 * m + 1)) == inject_Z i).
  { unfold Qeq, Qmult, inject_Z. simpl. lia. }
  exists ((2 * j + 1) # (2 * m)), (i # (2 * m + 1)).
  set (s := (2 * j + 1) # (2 * m)) in *. set (s' := i # (2 * m + 1)) in *.
  split; [| split; [| split]].
  - set (M' := inject_Z (Zpos m)) in *. set (J := inject_Z j) in *. clearbody M' J s.
    split; apply Qnot_lt_le; intros B;
      [assert (0 < (u - s) * M') by nra | assert (0 < (s - v) * M') by nra]; nra.
  - rewrite M2 in *. set (M' := inject_Z (Zpos m)) in *. set (I' := inject_Z i) in *. clearbody M' I' s'.
    split; apply Qnot_lt_le; intros B;
      [assert (0 < (u - s') * M') by nra | assert (0 < (s' - v) * M') by nra]; nra.
  - apply (even_of _ j m). reflexivity.
  - apply (odd_of _ i (2 * m + 1)); [| reflexivity].
    rewrite Pos2Z.inj_add, Pos2Z.inj_mul, Z.even_add, Z.even_mul. reflexivity.
Qed.

Lemma of_kind s b : odd_denominator s = b -> odd_denominator ((4 # 7) + (s - (4 # 7))) = b.
Proof.
  intros <-. unfold odd_denominator. rewrite (Qred_complete ((4 # 7) + (s - (4 # 7))) s); [reflexivity | ring].
Qed.

(** What a part (u, v) would say of two t: that at both the first coordinate fails, or at neither. *)
Ltac refute_Uncountability_A4_failing_set_constant m :=
  pose proof same_monotone; pose proof until_monotone; pose proof from_monotone;
  let u := fresh "u" in let v := fresh "v" in
  let h1 := fresh "lower" in let h2 := fresh "less" in let h3 := fresh "upper" in let F := fresh "F" in
  let at_ phi g lo hi :=
    (specialize (m K 2%nat [1%nat] phi g 1 1%nat lo hi); met m; destruct m as (u & v & h1 & h2 & h3 & F)) in
  let steps proper at_u at_v :=
    (specialize (F 1%nat v); grant F; let E := fresh in
     pose proof (first_fails _ u proper ltac:(qlra)) as E; rewrite <- F in E; clear F;
     rewrite (first_fails _ v proper ltac:(qlra)) in E;
     rewrite (at_u ((4 # 7) + u)), (at_v ((4 # 7) + v)) in E by qlra; absurd_by_computing E) in
  first
    [ at_ (constant 0) same_number 0 0; exfalso; clear F; qlra
    | specialize (m K 2%nat [1%nat] (constant 0) same_number 1 1%nat 0 (1 # 28)); met m; specialize (m 1 0); absurdity m
    | at_ (constant 0) same_number 0 (1 # 28); specialize (F 1%nat u); grant F; exact (F eq_refl)
    | at_ (constant 0) same_number 0 (1 # 28); specialize (F 1%nat 2); grant F;
      rewrite (nothing_fails u) in F by qlra; absurd_by_computing F
    | at_ first_coordinate until 0 (1 # 28); steps until_proper until_1 until_0
    | at_ first_coordinate from (-1 # 28) 0; steps from_proper from_0 from_1
    | at_ first_coordinate odd_denominator 0 (1 # 28);
      let s := fresh in let t := fresh in let s1 := fresh in let t1 := fresh in let s2 := fresh in let t2 := fresh in
      let E := fresh in
      destruct (both_kinds ((4 # 7) + u) ((4 # 7) + v) ltac:(qlra)) as (s & t & s1 & t1 & s2 & t2);
      assert (E : fails (K := K) odd_denominator first_coordinate 1%Q (p_point (K := K) 2 1%Q (s - (4 # 7))%Q 1) =
                  fails (K := K) odd_denominator first_coordinate 1%Q (p_point (K := K) 2 1%Q (t - (4 # 7))%Q 1))
        by (rewrite (F 1%nat (s - (4 # 7))%Q), (F 1%nat (t - (4 # 7))%Q) by first [lia | split; qlra]; reflexivity);
      rewrite !(first_fails _ _ odd_denominator_proper) in E by qlra;
      rewrite (of_kind s _ s2), (of_kind t _ t2) in E; discriminate E ].

(** ** Sets of indices: no k at which phi is right is among them *)

Lemma at_most (A c : nat -> bool) n : (forall k, (1 <= k <= n)%nat -> A k = true -> c k = true -> False) ->
  (count A n <= count (fun k => negb (c k)) n)%nat.
Proof.
  intros H. apply count_impl. intros k Hk Ak. destruct (c k) eqn:E; [exfalso; exact (H k Hk Ak E) | reflexivity].
Qed.
Lemma none (A : nat -> bool) n : (forall k, (1 <= k <= n)%nat -> A k = true -> False) -> count A n = 0%nat.
Proof.
  intros H. apply count_none. intros k Hk. destruct (A k) eqn:E; [exfalso; exact (H k Hk E) | reflexivity].
Qed.

(** g is f_1 and phi the first coordinate: right everywhere, for a = 1. *)
Lemma not_monotone_right (delta s t : Q) k :
  fails (K := K) not_monotone first_coordinate 1%Q
    (add (z_point (K := K) 2 1%Q delta k) (eta (K := K) 2 delta s t)) = false.
Proof.
  assert (E : forall x y : Q, f (K := K) 1%Q [@value K first_coordinate [x; y]] = f (K := K) 1%Q [x; y]).
  { intros x y. destruct (Qlt_le_dec 0 x) as [L | L].
    - apply (@f_proper K). apply (first_coordinate_value x y). lra.
    - rewrite (@f_at_zero K).
      + unfold f. destruct (le_bool _ _) eqn:B; [reflexivity |]. apply Bool.not_true_iff_false in B. exfalso. apply B.
        apply (@le_bool_iff K). exact L.
      + change (1 * @relu Q_field (1 * x + (0 * y + 0) + 0) + 0 + 0 == 0).
        assert (N : 1 * x + (0 * y + 0) + 0 <= 0) by lra. pose proof (@relu_neg Q_field _ N) as R.
        change (@relu Q_field (1 * x + (0 * y + 0) + 0) == 0) in R. rewrite R. reflexivity. }
  assert (G : forall x y : Q, fails (K := K) not_monotone first_coordinate 1%Q [x; y] = false).
  { intros x y. specialize (E x y). destruct (f_0_or_1 1%Q [x; y]) as [V | V]; rewrite V in E;
      change (@le_bool K (@of_Q K (1 # 2)) (@fabs K (@fsub K (f (K := K) 1%Q [@value K first_coordinate [x; y]])
        (f (K := K) 1%Q [x; y]))) = false); rewrite E, V; reflexivity. }
  exact (G _ _).
Qed.

(** Left of 0 the label is 0. *)
Lemma far_right (a delta s : Q) k : fails (K := K) same_number (constant 0) a
  (add (z_point (K := K) 2 1%Q delta k) (eta (K := K) 2 delta s (-5 # 1)%Q)) = false.
Proof.
  unfold fails, same_number. rewrite (constant_value 0). set (p := add _ _).
  assert (N : first (K := K) p <= 0).
  { pose proof (abscissa_range (K := K) 1%Q ltac:(split; discriminate) k) as [_ R].
    change (abscissa (K := K) 1%Q k + (-5 # 1) <= 0). in_Q. lra. }
  assert (Z : f (K := K) a p = 0); [| rewrite Z; reflexivity].
  unfold f. destruct (le_bool _ _) eqn:B; [reflexivity |]. apply Bool.not_true_iff_false in B. exfalso. apply B.
  apply (@le_bool_iff K). exact N.
Qed.

(** One neuron that sees both coordinates: the second one decides where it is 1 or -1; where it is 0, the first
    coordinate does, at a place between x^6 and x^5.  Of ten points two fail for s = 0, and two for s = 1. *)
Definition both_coordinates : network Q_field := network_of [neuron_of (-1 # 1) 1 2] [1] ((16 # 100) - (3 # 2)).

Lemma near_moved (a delta s t r : Q) k : - r <= t <= r ->
  (@fabs K (@fsub K (first (K := K) (add (z_point (K := K) 2 a delta k) (eta (K := K) 2 delta s t)))
              (first (K := K) (z_point (K := K) 2 a delta k))) <= r)%F.
Proof.
  intros H. apply (@abs_le_condition K). change (- r <= abscissa (K := K) a k + t - abscissa (K := K) a k <= r).
  set (x := abscissa (K := K) a k). clearbody x. simpl in x. lra.
Qed.

(** What is known of the number of indices, and what it should be. *)
Ltac too_few A n N hn C :=
  let p := eval vm_compute in (P N) in change (P N) with p in hn;
  let x := fresh "x" in set (x := count A n) in *; clearbody x;
  lazymatch type of C with
  | (_ <= ?c)%nat => let v := eval vm_compute in c in change c with v in C
  | _ => idtac
  end;
  first [lia | cbn in hn; lia].

Definition tiny : Q := 1 # 1000000.

Ltac refute_Uncountability_A4_many_perturbations m :=
  pose proof same_monotone; pose proof step_monotone;
  let u := fresh "u" in let v := fresh "v" in let s := fresh "s" in let A := fresh "A" in
  let h1 := fresh "lower" in let h2 := fresh "less" in let h3 := fresh "upper" in
  let hs := fresh "zero_or_one" in let hn := fresh "many" in let F := fresh "F" in let C := fresh "C" in
  let k := fresh "k" in let Hk := fresh "Hk" in let Ak := fresh "Ak" in let E := fresh "right" in
  let at_ N phi g a delta n lo hi := (specialize (m K 2%nat N phi g a delta n lo hi); met m;
    destruct m as (u & v & s & A & h1 & h2 & h3 & hs & hn & F)) in
  (** phi is seen to be right, from lo to hi, at all k that are not counted *)
  let seen N phi g a delta n lo hi rising :=
    (at_ N phi g a delta n lo hi;
     assert (C : (count A n <= count (fun k => negb (calm phi g a delta s lo hi k)) n)%nat)
       by (apply at_most; intros k Hk Ak E; specialize (F k u); grant F;
           rewrite (calm_right phi g a delta s lo hi k u rising) in F
             by first [exact E | discriminate | split; qlra];
           discriminate F);
     destruct hs as [hs | hs]; subst s; too_few A n N hn C) in
  (** at no k is it as F says *)
  let never N phi g a delta n lo hi t clash :=
    (at_ N phi g a delta n lo hi;
     assert (C : count A n = 0%nat) by (apply none; intros k Hk Ak; specialize (F k t); grant F; clash F);
     too_few A n N hn C) in
  first
    [ at_ [1%nat] (constant 0) same_number 1 0 0%nat 0 0; exfalso; clear F; qlra
    | specialize (m K 2%nat [1%nat] (constant 0) same_number 1 0 0%nat 0 tiny); met m;
      specialize (m 1 0 0 (fun _ => true)); destruct m as (_ & h2 & _); absurd_by_computing h2
    | seen [1%nat] (constant 0) same_number 1 0 0%nat 0 tiny same_rises
    | seen [3%nat] right_5 same_number 1 0 5%nat 0 tiny same_rises
    | seen [1%nat] right_5 same_number 1 0 5%nat 0 tiny same_rises
    | seen [1%nat] (constant 0) same_number 0 0 20%nat (- tiny) 0 same_rises
    | seen [1%nat] (constant 0) same_number 1 0 20%nat (-5 # 1) (-4 # 1) same_rises
    | seen [1%nat] (constant 1) same_number 1 0 20%nat 5 6 same_rises
    | seen [1%nat] (second_coordinate 1) same_number 1 1 6%nat 0 tiny same_rises
    | seen [1%nat] (inverse 1) same_number 1 1 6%nat 0 tiny same_rises
    | seen [3%nat] (tiny_zigzag_of 1) same_number 1 1 6%nat 0 tiny same_rises
    | seen [1%nat] both_coordinates step 1 1 10%nat 0 tiny step_rises
    | seen [3%nat] right_moved same_number (2 # 5) 0 6%nat (-1 # 378) ((-1 # 378) + tiny) same_rises
    | at_ [1%nat] (constant 0) same_number 1 0 1%nat 0 tiny; specialize (F 1%nat u); grant F;
      rewrite (calm_right (constant 0) same_number 1 0 s 0 tiny 1 u same_rises) in F
        by first [discriminate | split; qlra | destruct hs; subst s; reflexivity]; discriminate F
    | never [1%nat] (constant 5) same_number 1 0 20%nat 0 tiny u
        ltac:(fun F => rewrite constant_fails in F; absurd_by_computing F)
    | never [1%nat] first_coordinate not_monotone 1 0 6%nat 0 tiny u
        ltac:(fun F => rewrite not_monotone_right in F; discriminate F)
    | never [1%nat] (constant 0) same_number 1 0 6%nat 0 tiny (-5 # 1)
        ltac:(fun F => rewrite far_right in F; discriminate F) ].

(** Where f_a has the label of k it is f_1, so phi fails for both or for neither. *)
Lemma fails_at_one g phi (a delta s t : Q) k :
  f (K := K) a (add (z_point (K := K) 2 1%Q delta k) (eta (K := K) 2 delta s t)) = label (K := K) k ->
  f (K := K) 1%Q (add (z_point (K := K) 2 1%Q delta k) (eta (K := K) 2 delta s t)) = label (K := K) k ->
  fails (K := K) g phi a (add (z_point (K := K) 2 1%Q delta k) (eta (K := K) 2 delta s t)) =
  fails (K := K) g phi 1%Q (add (z_point (K := K) 2 1%Q delta k) (eta (K := K) 2 delta s t)).
Proof. intros E1 E2. unfold fails. rewrite E1, E2. reflexivity. Qed.

Lemma label_at_one (delta s t : Q) k : (1 <= k <= 6)%nat -> - tiny <= t <= tiny ->
  f (K := K) 1%Q (add (z_point (K := K) 2 1%Q delta k) (eta (K := K) 2 delta s t)) = label (K := K) k.
Proof.
  intros Hk Ht. assert (A : (@fabs K t <= eps 6)%F).
  { apply (@abs_le_condition K). change (@eps K 6) with (1 # 378). change (- (1 # 378) <= t <= 1 # 378).
    unfold tiny in Ht. lra. }
  rewrite (f_add_eta (K := K) 2 1%Q delta s t 6 k); auto; [| split; discriminate].
  rewrite (@f_proper K 1%Q _ (x_point (K := K) 2 1%Q k)) by reflexivity.
  apply (f_x_point (K := K) 2 1%Q 6 k); auto. split; discriminate.
Qed.

(** ** One certificate: the labels are what the mutant says of them, and phi is right for these *)

Ltac refute_Uncountability_A4_one_certificate m :=
  pose proof same_monotone; pose proof step_monotone;
  let u := fresh "u" in let v := fresh "v" in let b := fresh "a_lo" in let c := fresh "a_hi" in
  let s := fresh "s" in let A := fresh "A" in
  let h1 := fresh "lower" in let h2 := fresh "less" in let h3 := fresh "upper" in
  let h4 := fresh "a_lower" in let h5 := fresh "a_less" in let h6 := fresh "a_upper" in
  let hs := fresh "zero_or_one" in let hn := fresh "many" in
  let L := fresh "labels" in let F := fresh "F" in let C := fresh "C" in
  let k := fresh "k" in let Hk := fresh "Hk" in let Ak := fresh "Ak" in let E := fresh "right" in
  let at_ N phi g a_0 delta r n := (specialize (m K 2%nat N phi g a_0 delta r n); met m;
    destruct m as (u & v & b & c & s & A & h1 & h2 & h3 & h4 & h5 & h6 & hs & hn & L & F)) in
  let say a_0 r n := (at_ [1%nat] (constant 0) same_number a_0 0 r n; clear F) in
  let right phi g a_0 delta r k rising :=
    (specialize (F k u b); grant F;
     specialize (L b k (add (z_point (K := K) 2 a_0 delta k) (eta (K := K) 2 delta s u))
       ltac:(split; qlra) ltac:(lia) ltac:(apply near_moved; split; qlra));
     rewrite (calm_right_if phi g a_0 b delta s (- r) r k u rising) in F
       by first [exact E | exact L | split; qlra | destruct hs; subst s; reflexivity];
     discriminate F) in
  let seen N phi g a_0 delta r n rising :=
    (at_ N phi g a_0 delta r n;
     assert (C : (count A n <= count (fun k => negb (calm_if_right phi g a_0 delta s (- r) r k)) n)%nat)
       by (apply at_most; intros k Hk Ak E; right phi g a_0 delta r k rising);
     destruct hs as [hs | hs]; subst s; too_few A n N hn C) in
  let never phi g n t a clash :=
    (at_ [1%nat] phi g 1 0 tiny n;
     assert (C : count A n = 0%nat) by (apply none; intros k Hk Ak; specialize (F k t a); grant F; clash F k);
     too_few A n [1%nat] hn C) in
  first
    [ at_ [1%nat] (constant 0) same_number 1 0 tiny 0%nat; exfalso; clear L F; qlra
    | at_ [1%nat] (constant 0) same_number 1 0 0 0%nat; exfalso; clear L F; qlra
    | specialize (m K 2%nat [1%nat] (constant 0) same_number 1 0 tiny 0%nat); met m;
      specialize (m 1 0 1 0 0 (fun _ => true)); destruct m as (_ & h2 & _); absurd_by_computing h2
    | seen [1%nat] (constant 0) same_number 1 0 tiny 0%nat same_rises
    (** a certificate of labels alone *)
    | say 0 tiny 2%nat; at_zero L b 2%nat | say 1 1 2%nat; at_zero L b 2%nat | say 1 tiny 2%nat; at_zero L b 2%nat
    | say 1 (1 # 10) 0%nat; at_zero L b 100%nat
    | say 2 tiny 1%nat; wrong L b 1%nat (8 # 7) 0%nat
    | say 1 tiny 1%nat; first [wrong L b 1%nat (4 # 7) 0%nat | wrong L 5 1%nat (4 # 7) 8%nat]
    | say (1 # 2) tiny 2%nat; wrong L c 2%nat (2 # 11) 5%nat
    | say (1 # 3) (1 # 29) 1%nat; up_to b (55 # 100) ltac:(fun _ => wrong L b 1%nat ((2 # 5) * b) 2%nat);
      up_to b (67 # 100) ltac:(fun _ => wrong L b 1%nat ((1 # 3) * b) 2%nat);
      up_to b (9 # 10) ltac:(fun _ => wrong L b 1%nat ((20 # 81) * b) 4%nat); wrong L b 1%nat ((1 # 5) * b) 4%nat
    | say (1 # 2) (1 # 66) 2%nat; up_to c (2 # 3) ltac:(fun _ => wrong L c 2%nat (1 # 6) 3%nat);
      up_to c (785 # 1000) ltac:(fun _ => wrong L c 2%nat ((1 # 4) * c) 3%nat);
      up_to c (84 # 100) ltac:(fun _ => wrong L c 1%nat (29 # 100) 2%nat); wrong L c 2%nat (1 # 6) 5%nat
    | say (1 # 2) tiny 9%nat; up_to b (57 # 100) ltac:(fun _ => wrong L b 1%nat (2 # 7) 1%nat);
      up_to b (61 # 100) ltac:(fun _ => wrong L b 9%nat (2 # 39) 11%nat);
      up_to b (69 # 100) ltac:(fun _ => wrong L b 5%nat (2 # 23) 7%nat);
      up_to b (79 # 100) ltac:(fun _ => wrong L b 3%nat (2 # 15) 5%nat);
      up_to b (9 # 10) ltac:(fun _ => wrong L b 2%nat (2 # 11) 4%nat); wrong L b 1%nat (2 # 7) 3%nat
    (** phi is right at all k but those that are counted *)
    | seen [3%nat] right_5 same_number 1 0 tiny 5%nat same_rises
    | seen [1%nat] right_5 same_number 1 0 tiny 5%nat same_rises
    | seen [1%nat] (second_coordinate 1) same_number 1 1 tiny 6%nat same_rises
    | seen [1%nat] (inverse 1) same_number 1 1 tiny 6%nat same_rises
    | seen [3%nat] (tiny_zigzag_of 1) same_number 1 1 tiny 6%nat same_rises
    | seen [1%nat] both_coordinates step 1 1 tiny 10%nat step_rises
    | at_ [1%nat] (constant 0) same_number 1 0 tiny 1%nat; right (constant 0) same_number 1 0 tiny 1%nat same_rises
    | never (constant 5) same_number 20%nat u b
        ltac:(fun F k => rewrite constant_fails in F; absurd_by_computing F)
    | never (constant 0) same_number 6%nat u 0
        ltac:(fun F k => rewrite constant_0_right in F; discriminate F)
    | never (constant 0) same_number 6%nat (-5 # 1) b
        ltac:(fun F k => rewrite far_right in F; discriminate F)
    | never first_coordinate not_monotone 6%nat u b
        ltac:(fun F k =>
          specialize (L b k (add (z_point (K := K) 2 1%Q 0%Q k) (eta (K := K) 2 0%Q s u))
            ltac:(split; qlra) ltac:(lia) ltac:(apply near_moved; split; qlra));
          rewrite (fails_at_one _ _ _ _ _ _ _ L (label_at_one 0 s u k ltac:(lia) ltac:(split; qlra))) in F;
          rewrite not_monotone_right in F; discriminate F) ].
