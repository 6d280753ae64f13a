(** * Refutations of mutants of what is attained: A3's zigzag of width 2, A5, A8

    A neuron, seen along a line, is a ramp: it bends at one point, to one side, and is 0 beyond.  So two of them cannot
    follow three plateaus, nor alternate three times. *)

From Coq Require Import ZArith QArith Qabs List Lia Lqa.
From Barriers Require Import OrderedFields Archimedean Networks Classification Alternation Instability StableNetwork.
From Barriers Require Zigzag Precision.
From Mutants Require Import Verdicts AnyLevel Instances.
Import ListNotations.
Open Scope Q_scope.
Canonical Structure Q_field.

(** ** Ramps *)

Lemma relu_cases (q : Q) : (0 <= q /\ relu (K := Q_field) q == q) \/ (q <= 0 /\ relu (K := Q_field) q == 0).
Proof.
  destruct (Qlt_le_dec q 0) as [L | L]; [right | left]; split; try lra;
    [apply (@relu_neg Q_field) | apply (@relu_pos Q_field)]; change (q <= 0)%Q || change (0 <= q)%Q; lra.
Qed.

(** A neuron times a factor: up to the sign its weight and bias can take up the factor. *)
Definition ramp (s : bool) (p q u : Q) : Q := if s then relu (K := Q_field) (p * u + q) else - relu (K := Q_field) (p *
  u + q).

Lemma ramp_of (c w b : Q) : exists s p q, forall u, c * relu (K := Q_field) (w * u + b) == ramp s p q u.
Proof.
  destruct (Qlt_le_dec c 0) as [L | L].
  - exists false, (- c * w), (- c * b). intros u. unfold ramp.
    destruct (relu_cases (w * u + b)) as [[A ->] | [A ->]], (relu_cases (- c * w * u + - c * b)) as [[B ->] | [B ->]];
      nra.
  - exists true, (c * w), (c * b). intros u. unfold ramp.
    destruct (relu_cases (w * u + b)) as [[A ->] | [A ->]], (relu_cases (c * w * u + c * b)) as [[B ->] | [B ->]]; nra.
Qed.

(** Points of a line, and their prefixes. *)
Definition on_line (u : Q) (x : list Q) : Prop := x = [u; 0] \/ x = [u] \/ (x = [] /\ u == 0).

Lemma row (w1 w2 b u : Q) x : on_line u x -> affine_form (@Build_neuron Q_field [w1; w2] b) x == w1 * u + b.
Proof.
  intros [-> | [-> | [-> E]]]; unfold affine_form; cbn [weights bias dot].
  - change (w1 * u + (w2 * 0 + 0) + b == w1 * u + b). ring.
  - change (w1 * u + 0 + b == w1 * u + b). ring.
  - change (0 + b == w1 * u + b). rewrite E. ring.
Qed.

Lemma relu_same (p q : Q) : p == q -> relu (K := Q_field) p == relu (K := Q_field) q.
Proof. intros E. destruct (relu_cases p) as [[A ->] | [A ->]], (relu_cases q) as [[B ->] | [B ->]]; lra. Qed.

Lemma one_ramp psi : NN (K := Q_field) 2 [1%nat] psi ->
  exists b s p q, forall u x, on_line u x -> value psi x == b + ramp s p q u.
Proof.
  intros (_ & _ & _ & E & S). destruct psi as [layers [c b]]. cbn [hidden output] in *.
  destruct layers as [| l [|]]; try discriminate E. destruct l as [| n [|]]; try discriminate E.
  destruct S as [S L]. cbn [weights] in L. inversion S as [| ? ? L1 _]; subst.
  destruct n as [[| w1 [| w2 [|]]] b1]; try discriminate L1. destruct c as [| c1 [|]]; try discriminate L.
  destruct (ramp_of c1 w1 b1) as (s & p & q & R). exists b, s, p, q. intros u x Hx.
  unfold value. cbn [hidden output fold_left relu_layer map]. unfold affine_form at 1. cbn [weights bias dot].
  change (c1 * relu (K := Q_field) (affine_form (@Build_neuron Q_field [w1; w2] b1) x) + 0 + b == b + ramp s p q u).
  rewrite (relu_same _ _ (row w1 w2 b1 u x Hx)), R. ring.
Qed.

Lemma two_ramps psi : NN (K := Q_field) 2 [2%nat] psi ->
  exists b s p q s' p' q', forall u x, on_line u x -> value psi x == b + ramp s p q u + ramp s' p' q' u.
Proof.
  intros (_ & _ & _ & E & S). destruct psi as [layers [c b]]. cbn [hidden output] in *.
  destruct layers as [| l [|]]; try discriminate E. destruct l as [| n [| n' [|]]]; try discriminate E.
  destruct S as [S L]. cbn [weights] in L. inversion S as [| ? ? L1 S2]; subst. inversion S2 as [| ? ? L2 _]; subst.
  destruct n as [[| w1 [| w2 [|]]] b1]; try discriminate L1. destruct n' as [[| v1 [| v2 [|]]] b2]; try discriminate L2.
  destruct c as [| c1 [| c2 [|]]]; try discriminate L.
  destruct (ramp_of c1 w1 b1) as (s & p & q & R). destruct (ramp_of c2 v1 b2) as (s' & p' & q' & R').
  exists b, s, p, q, s', p', q'. intros u x Hx.
  unfold value. cbn [hidden output fold_left relu_layer map]. unfold affine_form at 1. cbn [weights bias dot].
  change (c1 * relu (K := Q_field) (affine_form (@Build_neuron Q_field [w1; w2] b1) x) +
    (c2 * relu (K := Q_field) (affine_form (@Build_neuron Q_field [v1; v2] b2) x) + 0) + b ==
    b + ramp s p q u + ramp s' p' q' u).
  rewrite (relu_same _ _ (row w1 w2 b1 u x Hx)), (relu_same _ _ (row v1 v2 b2 u x Hx)), R, R'. ring.
Qed.

(** ** Bends *)

(** How much h bends at v, seen from u and w. *)
Definition bend (h : Q -> Q) (u v w : Q) : Q := (h w - h v) * (v - u) - (h v - h u) * (w - v).

(** Four bends one after the other, if there is one ramp: all to one side, and none but at two neighbours. *)
Definition bent (y2 y3 y4 y5 : Q) : Prop :=
  (0 <= y2 /\ 0 <= y3 /\ 0 <= y4 /\ 0 <= y5 \/ y2 <= 0 /\ y3 <= 0 /\ y4 <= 0 /\ y5 <= 0) /\
  (y4 == 0 /\ y5 == 0 \/ y2 == 0 /\ y5 == 0 \/ y2 == 0 /\ y3 == 0).

(** Three points of a ramp. *)
Lemma ramp_bend p q u v w : u < v -> v < w -> let h := ramp true p q in
  0 <= bend h u v w /\
  ((0 <= p * u + q /\ 0 <= p * v + q /\ 0 <= p * w + q) \/ (p * u + q <= 0 /\ p * v + q <= 0 /\ p * w + q <= 0) ->
    bend h u v w == 0).
Proof.
  intros L L' h. unfold h, bend, ramp.
  destruct (relu_cases (p * u + q)) as [[A ->] | [A ->]], (relu_cases (p * v + q)) as [[B ->] | [B ->]],
    (relu_cases (p * w + q)) as [[C ->] | [C ->]]; (split; [nra | intros [(A' & B' & C') | (A' & B' & C')]; nra]).
Qed.

(** On one side of 0. *)
Definition aside (x y z : Q) : Prop := (0 <= x /\ 0 <= y /\ 0 <= z) \/ (x <= 0 /\ y <= 0 /\ z <= 0).

Lemma asides y1 y2 y3 y4 y5 y6 :
  (y1 <= y2 /\ y2 <= y3 /\ y3 <= y4 /\ y4 <= y5 /\ y5 <= y6) \/ (y2 <= y1 /\ y3 <= y2 /\ y4 <= y3 /\ y5 <= y4 /\ y6 <=
    y5) ->
  (aside y3 y4 y5 /\ aside y4 y5 y6) \/ (aside y1 y2 y3 /\ aside y4 y5 y6) \/ (aside y1 y2 y3 /\ aside y2 y3 y4).
Proof.
  unfold aside. intros [(N1 & N2 & N3 & N4 & N5) | (N1 & N2 & N3 & N4 & N5)];
    destruct (Qlt_le_dec y3 0), (Qlt_le_dec y4 0);
    first
      [ exfalso; lra
      | left; split; first [left; repeat split; lra | right; repeat split; lra]
      | right; left; split; first [left; repeat split; lra | right; repeat split; lra]
      | right; right; split; first [left; repeat split; lra | right; repeat split; lra] ].
Qed.

Lemma rises (p q u v : Q) : u < v -> 0 <= p -> p * u + q <= p * v + q.
Proof. intros. nra. Qed.
Lemma falls (p q u v : Q) : u < v -> p <= 0 -> p * v + q <= p * u + q.
Proof. intros. nra. Qed.

Lemma bend_opposite p q u v w : bend (ramp false p q) u v w == - bend (ramp true p q) u v w.
Proof. unfold bend, ramp. ring. Qed.

Lemma ramp_bent s p q u1 u2 u3 u4 u5 u6 : u1 < u2 -> u2 < u3 -> u3 < u4 -> u4 < u5 -> u5 < u6 -> let h := ramp s p q in
  bent (bend h u1 u2 u3) (bend h u2 u3 u4) (bend h u3 u4 u5) (bend h u4 u5 u6).
Proof.
  intros L1 L2 L3 L4 L5.
  assert (P : let h := ramp true p q in bent (bend h u1 u2 u3) (bend h u2 u3 u4) (bend h u3 u4 u5) (bend h u4 u5 u6)).
  { destruct (ramp_bend p q u1 u2 u3 L1 L2) as [P2 Z2]. destruct (ramp_bend p q u2 u3 u4 L2 L3) as [P3 Z3].
    destruct (ramp_bend p q u3 u4 u5 L3 L4) as [P4 Z4]. destruct (ramp_bend p q u4 u5 u6 L4 L5) as [P5 Z5].
    split; [left; auto |].
    destruct (asides (p * u1 + q) (p * u2 + q) (p * u3 + q) (p * u4 + q) (p * u5 + q) (p * u6 + q)) as [A | [A | A]].
    - destruct (Qlt_le_dec p 0) as [S | S]; [right; apply Qlt_le_weak in S | left]; auto 10 using rises, falls.
    - left. split; [apply Z4 | apply Z5]; apply A.
    - right. left. split; [apply Z2 | apply Z5]; apply A.
    - right. right. split; [apply Z2 | apply Z3]; apply A. }
  destruct s; [exact P |]. cbv zeta in *. unfold bent in *. rewrite !bend_opposite.
  set (y2 := bend _ u1 u2 u3) in *. set (y3 := bend _ u2 u3 u4) in *. set (y4 := bend _ u3 u4 u5) in *.
  set (y5 := bend _ u4 u5 u6) in *. clearbody y2 y3 y4 y5. clear - P. destruct P as [A B]. split.
  - destruct A as [(A2 & A3 & A4 & A5) | (A2 & A3 & A4 & A5)]; [right | left]; repeat split; lra.
  - destruct B as [(B1 & B2) | [(B1 & B2) | (B1 & B2)]];
      [left | right; left | right; right]; split; lra.
Qed.

(** Two ramps cannot make three plateaus, nor a peak with a flat top and the end of a fall. *)
Lemma two_are_few b s p q s' p' q' u1 u2 u3 u4 u5 u6 : u1 < u2 -> u2 < u3 -> u3 < u4 -> u4 < u5 -> u5 < u6 ->
  let h u := b + ramp s p q u + ramp s' p' q' u in
  let y2 := bend h u1 u2 u3 in let y3 := bend h u2 u3 u4 in let y4 := bend h u3 u4 u5 in let y5 := bend h u4 u5 u6 in
  (0 < y2 /\ y3 < 0 /\ y4 < 0 /\ 0 < y5) \/ (y2 < 0 /\ 0 < y3 /\ 0 < y4 /\ y5 < 0) \/ (y2 < 0 /\ y3 == 0 /\ y4 < 0 /\ 0
    < y5) ->
  False.
Proof.
  intros L1 L2 L3 L4 L5 h y2 y3 y4 y5.
  pose proof (ramp_bent s p q u1 u2 u3 u4 u5 u6 L1 L2 L3 L4 L5) as A.
  pose proof (ramp_bent s' p' q' u1 u2 u3 u4 u5 u6 L1 L2 L3 L4 L5) as B. cbv zeta in A, B.
  assert (S : forall u v w, bend h u v w == bend (ramp s p q) u v w + bend (ramp s' p' q') u v w)
    by (intros u v w; unfold bend, h; ring).
  unfold y2, y3, y4, y5. rewrite !S. revert A B. generalize (bend (ramp s p q)), (bend (ramp s' p' q')). clear.
  intros y z. generalize (y u1 u2 u3), (y u2 u3 u4), (y u3 u4 u5), (y u4 u5 u6).
  generalize (z u1 u2 u3), (z u2 u3 u4), (z u3 u4 u5), (z u4 u5 u6). clear. intros z2 z3 z4 z5 y2 y3 y4 y5 [A A'] [B B']
    C.
  destruct A as [(A2 & A3 & A4 & A5) | (A2 & A3 & A4 & A5)], B as [(B2 & B3 & B4 & B5) | (B2 & B3 & B4 & B5)],
    A' as [[A6 A7] | [[A6 A7] | [A6 A7]]], B' as [[B6 B7] | [[B6 B7] | [B6 B7]]],
    C as [(C2 & C3 & C4 & C5) | [(C2 & C3 & C4 & C5) | (C2 & C3 & C4 & C5)]]; lra.
Qed.
Lemma one_is_few b s p q u1 u2 u3 u4 : u1 < u2 -> u2 < u3 -> u3 < u4 -> let h u := b + ramp s p q u in
  bend h u1 u2 u3 < 0 -> 0 < bend h u2 u3 u4 -> False.
Proof.
  intros L1 L2 L3 h. pose proof (ramp_bent s p q u1 u2 u3 u4 (u4 + 1) (u4 + 2) L1 L2 L3 ltac:(lra) ltac:(lra)) as [A _].
  assert (S : forall u v w, bend h u v w == bend (ramp s p q) u v w) by (intros u v w; unfold bend, h; ring).
  rewrite !S. intros. destruct A; lra.
Qed.

(** ** A5: two neurons for two balls and x^0, for two balls and 0, or for a ball in which the label changes *)

(** What is known at (u, 0): the mutant says it of the point itself, or of a prefix of it. *)
Ltac know m H hu u k c :=
  let h := fresh "seen" in
  let at_ p := (assert (h : hu == c);
    [ let e := fresh in pose proof (m k p) as e; met e;
      rewrite <- (H u p ltac:(first [left; reflexivity | right; left; reflexivity | right; right; split; reflexivity]));
      etransitivity; [exact e | vm_compute; reflexivity] |]) in
  first [at_ [u; 0] | at_ [u] | at_ (@nil Q)].

Ltac refute_StableNetwork_A5_stable_network_exists m :=
  let psi := fresh "psi" in let nn := fresh "nn" in let b := fresh "b" in let H := fresh "form" in
  let s := fresh "s" in let p := fresh "p" in let q := fresh "q" in
  let s' := fresh "s" in let p' := fresh "p" in let q' := fresh "q" in
  let at_ d n a := (specialize (m K d n a 0); met m) in
  let two a u1 k1 c1 u2 k2 c2 u3 k3 c3 u4 k4 c4 u5 k5 c5 u6 k6 c6 :=
    (at_ 2%nat 2%nat a; destruct m as (psi & nn & m); destruct (two_ramps psi nn) as (b & s & p & q & s' & p' & q' & H);
     let at_point u k c := (know m H (b + ramp s p q u + ramp s' p' q' u) u k c) in
     at_point u1 k1 c1; at_point u2 k2 c2; at_point u3 k3 c3; at_point u4 k4 c4; at_point u5 k5 c5; at_point u6 k6 c6;
     apply (two_are_few b s p q s' p' q' u1 u2 u3 u4 u5 u6); [reflexivity .. |]; unfold bend; clear m H nn;
     first [left; lra | right; left; lra | right; right; lra]) in
  first
    [ at_ 2%nat 1%nat 1; wrong_shape m | at_ 2%nat 2%nat 1; wrong_shape m
    | at_ 2%nat 2%nat 1; specialize (m (constant 0)); destruct m as (m & _); absurdity m | at_ 0%nat 2%nat 1;
      wrong_shape m
    | two 1 (23 # 66) 2%nat 1 (25 # 66) 2%nat 1 (257 # 462) 1%nat 0 (271 # 462) 1%nat 0 (29 # 22) 0%nat 1 (89 # 66)
      0%nat 1
    | two 1 0 2%nat 0 (23 # 66) 2%nat 1 (4 # 11) 2%nat 1 (25 # 66) 2%nat 1 (257 # 462) 1%nat 0 (271 # 462) 1%nat 0
    | two (1 # 3) (7 # 66) 2%nat 0 (11 # 100) 2%nat 0 (14 # 125) 2%nat 1 (3 # 22) 2%nat 1 (27 # 154) 1%nat 0 (95 # 462)
      1%nat 0
    | at_ 2%nat 2%nat 1; destruct m as (psi & nn & m); destruct (one_ramp psi nn) as (b & s & p & q & H);
      let at_point u k c := (know m H (b + ramp s p q u) u k c) in
      at_point (23 # 66) 2%nat 1; at_point (25 # 66) 2%nat 1; at_point (257 # 462) 1%nat 0;
        at_point (271 # 462) 1%nat 0;
      apply (one_is_few b s p q (23 # 66) (25 # 66) (257 # 462) (271 # 462)); [reflexivity .. | |]; unfold bend;
        clear m H; lra ].

(** ** A3: a zigzag of width 2 does not alternate at x^1, ..., x^4 *)

Definition between_0_and (x y : Q) : Prop := 0 <= x <= y \/ y <= x <= 0.

(** The slopes of a ramp from x^4 to x^3 to x^2 to x^1, for a = 1. *)
Lemma ramp_slopes s p q : let h := ramp s p q in
  let s1 := (h (4 # 15) - h (4 # 19)) * (285 # 16) in let s2 := (h (4 # 11) - h (4 # 15)) * (165 # 16) in
  let s3 := (h (4 # 7) - h (4 # 11)) * (77 # 16) in
  (between_0_and s1 s2 /\ s2 == s3) \/ (s1 == 0 /\ between_0_and s2 s3) \/
  (s1 == s2 /\ between_0_and s3 s2) \/ (s3 == 0 /\ between_0_and s2 s1).
Proof.
  assert (P : let h := ramp true p q in
    let s1 := (h (4 # 15) - h (4 # 19)) * (285 # 16) in let s2 := (h (4 # 11) - h (4 # 15)) * (165 # 16) in
    let s3 := (h (4 # 7) - h (4 # 11)) * (77 # 16) in
    (between_0_and s1 s2 /\ s2 == s3) \/ (s1 == 0 /\ between_0_and s2 s3) \/
    (s1 == s2 /\ between_0_and s3 s2) \/ (s3 == 0 /\ between_0_and s2 s1)).
  { cbv zeta. unfold between_0_and.
    assert (On : forall u v, p * u + q == v -> 0 <= v -> ramp true p q u == v).
    { intros u v E V. destruct (relu_cases (p * u + q)) as [[A B] | [A B]];
        [change (ramp true p q u == p * u + q) in B | change (ramp true p q u == 0) in B]; lra. }
    assert (Off : forall u v, p * u + q == v -> v <= 0 -> ramp true p q u == 0).
    { intros u v E V. destruct (relu_cases (p * u + q)) as [[A B] | [A B]];
        [change (ramp true p q u == p * u + q) in B | change (ramp true p q u == 0) in B]; lra. }
    remember (ramp true p q) as h eqn:D. clear D.
    assert (E4 : exists y4, p * (4 # 7) + q == y4) by (exists (p * (4 # 7) + q); reflexivity). destruct E4 as [y4 E4].
    assert (E3 : exists y3, p * (4 # 11) + q == y3) by (exists (p * (4 # 11) + q); reflexivity). destruct E3 as [y3 E3].
    assert (E2 : exists y2, p * (4 # 15) + q == y2) by (exists (p * (4 # 15) + q); reflexivity). destruct E2 as [y2 E2].
    assert (E1 : exists y1, p * (4 # 19) + q == y1) by (exists (p * (4 # 19) + q); reflexivity). destruct E1 as [y1 E1].
    destruct (Qlt_le_dec p 0) as [S | S].
    - destruct (Qlt_le_dec y3 0) as [L3 | L3].
      + right. right. right. pose proof (Off _ _ E3 ltac:(lra)); pose proof (Off _ _ E4 ltac:(lra)). split;
        [lra | right].
        destruct (Qlt_le_dec y2 0) as [L2 | L2];
          [pose proof (Off _ _ E2 ltac:(lra)) | pose proof (On _ _ E2 ltac:(lra)); pose proof (On _ _ E1 ltac:(lra));
            lra].
        destruct (Qlt_le_dec y1 0) as [L1 | L1];
          [pose proof (Off _ _ E1 ltac:(lra)) | pose proof (On _ _ E1 ltac:(lra))]; lra.
      + right. right. left. pose proof (On _ _ E1 ltac:(lra)); pose proof (On _ _ E2 ltac:(lra));
        pose proof (On _ _ E3 ltac:(lra)). split; [lra | right].
        destruct (Qlt_le_dec y4 0) as [L4 | L4];
          [pose proof (Off _ _ E4 ltac:(lra)) | pose proof (On _ _ E4 ltac:(lra))]; lra.
    - destruct (Qlt_le_dec y2 0) as [L2 | L2].
      + right. left. pose proof (Off _ _ E1 ltac:(lra)); pose proof (Off _ _ E2 ltac:(lra)). split; [lra | left].
        destruct (Qlt_le_dec y3 0) as [L3 | L3];
          [pose proof (Off _ _ E3 ltac:(lra)) | pose proof (On _ _ E3 ltac:(lra)); pose proof (On _ _ E4 ltac:(lra));
            lra].
        destruct (Qlt_le_dec y4 0) as [L4 | L4];
          [pose proof (Off _ _ E4 ltac:(lra)) | pose proof (On _ _ E4 ltac:(lra))]; lra.
      + left. pose proof (On _ _ E2 ltac:(lra)); pose proof (On _ _ E3 ltac:(lra)); pose proof (On _ _ E4 ltac:(lra)).
        split; [left | lra].
        destruct (Qlt_le_dec y1 0) as [L1 | L1];
          [pose proof (Off _ _ E1 ltac:(lra)) | pose proof (On _ _ E1 ltac:(lra))]; lra. }
  destruct s; [exact P |]. revert P. cbv zeta. unfold ramp, between_0_and. set (f := relu (K := Q_field)).
  generalize (f (p * (4 # 19) + q)), (f (p * (4 # 15) + q)), (f (p * (4 # 11) + q)), (f (p * (4 # 7) + q)). clear.
  intros x1 x2 x3 x4 [[[A | A] B] | [[B [A | A]] | [[B [A | A]] | [B [A | A]]]]];
    [left; split; [right; lra | lra] | left; split; [left; lra | lra]
    | right; left; split; [lra | right; lra] | right; left; split; [lra | left; lra]
    | right; right; left; split; [lra | right; lra] | right; right; left; split; [lra | left; lra]
    | right; right; right; split; [lra | right; lra] | right; right; right; split; [lra | left; lra]].
Qed.

Lemma two_do_not_alternate psi : NN (K := Q_field) 2 [2%nat] psi ->
  value psi [4 # 7; 0] < (1 # 2) -> (1 # 2) < value psi [4 # 11; 0] -> value psi [4 # 15; 0] < (1 # 2) ->
  (1 # 2) < value psi [4 # 19; 0] -> False.
Proof.
  intros H. destruct (two_ramps psi H) as (b & s & p & q & s' & p' & q' & V).
  rewrite !(V _ [_; 0] (or_introl eq_refl)). pose proof (ramp_slopes s p q) as A. pose proof (ramp_slopes s' p' q') as
    B.
  revert A B. cbv zeta. unfold between_0_and. generalize (ramp s p q), (ramp s' p' q'). clear. intros y z.
  generalize (y (4 # 19)), (y (4 # 15)), (y (4 # 11)), (y (4 # 7)), (z (4 # 19)), (z (4 # 15)), (z (4 # 11)), (z (4 #
    7)).
  clear. intros y1 y2 y3 y4 z1 z2 z3 z4 A B. intros.
  destruct A as [[[A | A] A'] | [[A' [A | A]] | [[A' [A | A]] | [A' [A | A]]]]],
    B as [[[B | B] B'] | [[B' [B | B]] | [[B' [B | B]] | [B' [B | B]]]]]; lra.
Qed.

Lemma not_counted (A : nat -> bool) n k : count A n = 0%nat -> (1 <= k <= n)%nat -> A k = false.
Proof.
  intros C L. destruct (A k) eqn:E; [| reflexivity]. exfalso. unfold count in C. apply length_zero_iff_nil in C.
  assert (I : In k (filter A (seq 1 n))) by (apply filter_In; split; [apply in_seq; lia | exact E]). rewrite C in I.
    exact I.
Qed.

(** If no point of label s fails, the value there is less than 1/2 off. *)
Lemma right_at psi k s u : failing (K := K) 2 1 0 (fun y => y) psi 4 s fzero = 0%nat ->
  (1 <= k <= 4)%nat -> @label K k = s -> (@abscissa K 1 k + fzero == u)%F -> (fabs (value psi [u; 0] - s) < $(1 # 2))%F.
Proof.
  intros C Hk L P. apply (not_counted _ _ k) in C; [| exact Hk]. apply Bool.andb_false_iff in C.
  assert (A : ($(1 # 2) <= @fone K <= 1)%F) by (split; vm_compute; discriminate).
  rewrite (f_x_point (K := K) 2 1 4 k A Hk), L in C. destruct C as [C | C].
  - exfalso. apply Bool.not_true_iff_false in C. apply C, (@eq_bool_iff K). reflexivity.
  - assert (X : (f (K := K) 1 (x_point (K := K) 2 1 k) == s)%F).
    { rewrite (f_x_point (K := K) 2 1 4 k A Hk), L. reflexivity. }
    pose proof (eta_erases (K := K) 2 1 0 fzero k s X) as S.
    rewrite (fails_same (K := K) _ psi 1 _ _ (or_introl (fun _ _ h => h)) S) in C.
    assert (S' : same (K := K) (p_point (K := K) 2 1 fzero k) [u; 0]).
    { constructor; [exact P |]. constructor; [reflexivity | constructor]. }
    assert (F : f (K := K) 1 [u; 0] = s).
    { rewrite <- L, <- (f_p_point (K := K) 2 1 4 fzero k A Hk); [| vm_compute; discriminate]. symmetry.
      apply f_proper, P. }
    rewrite (fails_same (K := K) _ psi 1 _ _ (or_introl (fun _ _ h => h)) S') in C. unfold fails in C. rewrite F in C.
    apply Bool.not_true_iff_false in C. rewrite (@le_bool_iff K) in C. apply (@lt_not_le K). exact C.
Qed.

Lemma below_half (v : Q) : (@fabs K (v - @fzero K) < $(1 # 2))%F -> v < 1 # 2.
Proof. intros H. apply (@abs_lt_condition K) in H. destruct H as [_ H]. change (v - 0 < (1 # 2))%Q in H. lra. Qed.
Lemma above_half (v : Q) : (@fabs K (v - @fone K) < $(1 # 2))%F -> 1 # 2 < v.
Proof. intros H. apply (@abs_lt_condition K) in H. destruct H as [H _]. change (- (1 # 2) < v - 1)%Q in H. lra. Qed.

Lemma some_fail psi : NN (K := Q_field) 2 [2%nat] psi ->
  (1 <= failing (K := K) 2 1 0 (fun y => y) psi 4 fzero fzero + failing (K := K) 2 1 0 (fun y => y) psi 4 fone
    fzero)%nat.
Proof.
  intros H. pose proof (fun k u => right_at psi k fzero u) as R0. pose proof (fun k u => right_at psi k fone u) as R1.
  revert R0 R1. set (F0 := failing _ _ _ _ _ _ fzero _). set (F1 := failing _ _ _ _ _ _ fone _). clearbody F0 F1.
  intros R0 R1. destruct (Nat.eq_dec (F0 + F1) 0) as [E | E]; [exfalso | lia].
  apply (two_do_not_alternate psi H).
  - apply below_half, (R0 1%nat); [lia | lia | reflexivity | vm_compute; reflexivity].
  - apply above_half, (R1 2%nat); [lia | lia | reflexivity | vm_compute; reflexivity].
  - apply below_half, (R0 3%nat); [lia | lia | reflexivity | vm_compute; reflexivity].
  - apply above_half, (R1 4%nat); [lia | lia | reflexivity | vm_compute; reflexivity].
Qed.
