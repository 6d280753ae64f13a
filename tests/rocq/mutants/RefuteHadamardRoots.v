(** * Refutations of mutants of E3's matrix over the field of AllRoots.v, in which everything positive has a root

    For k = 3, s = 5, delta = 5/8, rho is more than 1.  For k = 4, s = 1, delta = 1/16, a unit column says how large
    gamma has to be, and a vector of the kernel how large rho. *)

From Coq Require Import ZArith QArith Lia PeanoNat List.
From Barriers Require Import OrderedFields LinearSystems Lengths Recovery Isometries Hadamard.
From Mutants Require Import Verdicts StrongerIsometries StrongerHadamard StrongerHadamardNorm.
From Mutants Require RefuteHadamardProperty AllRoots.
Import ListNotations.
Open Scope field_scope.

Section Roots.
Context {K : ordered_field}.
Add Field K_f : (K_field K) (morphism (of_Q_morph K), constants [f_cst], setoid (K_setoid K) (K_ext K)).

(** ** Quotients *)

Lemma quotient (n d : K) : 0 < d -> 0 < / d /\ n / d * d == n.
Proof.
  intros D. pose proof (inverse_positive d D). assert (I : / d * d == 1) by (apply (finv_left K); fra).
  split; [assumption |]. unfold fdiv. transitivity (n * (/ d * d)); [ring | rewrite I; ring].
Qed.

Lemma quotient_large (n d : K) : 0 < d -> d <= n -> 1 <= n / d.
Proof.
  intros D L. destruct (quotient n d D) as [_ E]. apply (mult_le_cancel _ _ d D). rewrite E. fra.
Qed.

Lemma quotient_small (n d c : K) : 0 < d -> n < c * d -> n / d < c.
Proof.
  intros D L. destruct (quotient n d D) as [_ E]. apply lt_not_le. intros C.
  assert (0 <= (n / d - c) * d) by (apply mult_nonneg; fra). fra.
Qed.

(** The root of a number between a^2 and b^2. *)
Lemma between (w a b c : K) : 0 < w -> w * w == c -> 0 <= a -> 0 <= b -> a * a <= c -> c <= b * b -> a <= w <= b.
Proof. intros W E A B L U. split; apply square_le_cancel; fra. Qed.

(** ** Numbers *)

Lemma inverse_number n (q : K) : 0 < q -> number (K := K) n == q -> / number (K := K) n * q == 1.
Proof.
  intros Q E. assert (I : / number (K := K) n * number n == 1) by (apply (finv_left K); fra). rewrite <- E. exact I.
Qed.

Variable sqrt : K -> K.
Hypothesis sqrt_root : forall x, 0 <= x -> 0 <= sqrt x /\ sqrt x * sqrt x == x.

Lemma root_exists (c : K) : 0 < c -> exists r, 0 < r /\ r * r == c.
Proof.
  intros C. destruct (sqrt_root c (lt_le _ _ C)) as [R E]. exists (sqrt c). split; [| exact E].
  apply (root_not_0 _ c); assumption.
Qed.

(** ** k = 3, s = 5 *)

Lemma at_five : let delta : K := number 5 * / number (2 ^ 3) in exists root w v : K,
  0 < root /\ root * root == number 5 /\ 0 < w /\ w * w == 1 - delta * delta /\ 0 < v /\ v * v == 1 + delta /\
  ~ rho_of delta w < 1.
Proof.
  intros delta. assert (E5 : number (K := K) 5 == $5) by reflexivity.
  pose proof (inverse_number (2 ^ 3) ($8) ltac:(fra) ltac:(reflexivity)) as I.
  assert (D : delta == $(5 # 8)).
  { unfold delta. rewrite E5. set (i := / number (2 ^ 3)) in *. clearbody i. fra. }
  clearbody delta.
  destruct (root_exists (number 5)) as (root & R & Rs); [rewrite E5; fra |].
  destruct (root_exists (1 - delta * delta)) as (w & W & Ws); [rewrite D; fra |].
  destruct (root_exists (1 + delta)) as (v & V & Vs); [rewrite D; fra |].
  exists root, w, v. repeat (split; [assumption |]).
  assert (B : $(78 # 100) <= w <= $(25 # 32)) by (apply (between w _ _ _ W Ws); rewrite ?D; fra).
  intros L. assert (X : 1 <= rho_of delta w); [| fra]. unfold rho_of. apply quotient_large; rewrite D; fra.
Qed.

(** ** k = 4, s = 1 *)

Let H : nat -> nat -> K := two_bases (2 ^ (2 * 4)) (2 * 4) (/ number (2 ^ 4)).
Lemma one_root : (0 : K) < 1 /\ (1 : K) * 1 == number 1.
Proof. split; [fra | change (number (K := K) 1) with (1 : K); ring]. Qed.

(** The kernel needs 16 rho >= 1. *)
Lemma rho_too_small (rho gamma : K) : $16 * rho < 1 -> 0 <= rho ->
  ~ null_space_property (2 ^ (2 * 4)) (2 * 2 ^ (2 * 4)) H 1 1 rho gamma.
Proof.
  intros L R P. apply (RefuteHadamardProperty.kernel 4 1 1 rho gamma (le_n 1)) in P as [X Y].
  pose proof (inverse_number (2 ^ 4) ($16) ltac:(fra) ltac:(reflexivity)) as I.
  assert (E : number (K := K) (2 ^ (2 * 4)) == $256) by reflexivity.
  assert (D : rho / 1 == rho) by (field; apply one_neq_zero).
  set (i := / number (2 ^ 4)) in *. clearbody i. assert (I' : i == $(1 # 16)) by fra.
  assert (Z : rho / 1 * (number (2 ^ (2 * 4)) * i) == $16 * rho) by (rewrite D, E, I'; ring).
  rewrite Z in Y. assert ($16 * rho * ($16 * rho) <= $16 * rho * 1).
  { assert (0 <= $16 * rho * (1 - $16 * rho)) by (apply mult_nonneg; fra). fra. }
  fra.
Qed.

Lemma delta_at n (q : K) : 0 < q -> number (K := K) n == q -> number 1 * / number (K := K) n * q == 1.
Proof.
  intros Q E. assert (One : number (K := K) 1 == 1) by reflexivity. rewrite One.
  pose proof (inverse_number n q Q E) as I. set (i := / number n) in *. clearbody i. fra.
Qed.

Lemma rho_small (d w : K) : 0 < d -> 0 < w - $(1 # 4) * d -> $16 * d < w - $(1 # 4) * d ->
  0 <= rho_of d w /\ $16 * rho_of d w < 1.
Proof.
  intros D W L. destruct (quotient d (w - $(1 # 4) * d) W) as [I E]. unfold rho_of. split.
  - unfold fdiv. apply mult_nonneg; fra.
  - pose proof (quotient_small d (w - $(1 # 4) * d) ($(1 # 16)) W ltac:(fra)). fra.
Qed.

Lemma at_third : let delta : K := number 1 * / number (3 ^ 4) in exists w v : K,
  0 < w /\ w * w == 1 - delta * delta /\ 0 < v /\ v * v == 1 + delta /\ forall gamma,
  ~ null_space_property (2 ^ (2 * 4)) (2 * 2 ^ (2 * 4)) H 1 1 (rho_of delta w) gamma.
Proof.
  intros delta. pose proof (delta_at (3 ^ 4) ($81) ltac:(fra) ltac:(reflexivity)) as D.
  change (number 1 * / number (3 ^ 4)) with delta in D. clearbody delta. assert (E : delta == $(1 # 81)) by fra.
  destruct (root_exists (1 - delta * delta)) as (w & W & Ws); [rewrite E; fra |].
  destruct (root_exists (1 + delta)) as (v & V & Vs); [rewrite E; fra |].
  exists w, v. repeat (split; [assumption |]).
  assert (B : $(9 # 10) <= w <= 1) by (apply (between w _ _ _ W Ws); rewrite ?E; fra).
  intros gamma. destruct (rho_small delta w) as [R0 R]; try (rewrite E; fra). apply rho_too_small; assumption.
Qed.

Lemma at_two : let delta : K := number 1 * / number (2 ^ 4) in exists w v : K,
  0 < w /\ w * w == $2 - delta * delta /\ 0 < v /\ v * v == 1 + delta /\ forall gamma,
  ~ null_space_property (2 ^ (2 * 4)) (2 * 2 ^ (2 * 4)) H 1 1 (rho_of delta w) gamma.
Proof.
  intros delta. pose proof (delta_at (2 ^ 4) ($16) ltac:(fra) ltac:(reflexivity)) as D.
  change (number 1 * / number (2 ^ 4)) with delta in D. clearbody delta. assert (E : delta == $(1 # 16)) by fra.
  destruct (root_exists ($2 - delta * delta)) as (w & W & Ws); [rewrite E; fra |].
  destruct (root_exists (1 + delta)) as (v & V & Vs); [rewrite E; fra |].
  exists w, v. repeat (split; [assumption |]).
  assert (B : $(14 # 10) <= w <= $2) by (apply (between w _ _ _ W Ws); rewrite ?E; fra).
  intros gamma. destruct (rho_small delta w) as [R0 R]; try (rewrite E; fra). apply rho_too_small; assumption.
Qed.

(** For v^2 = delta, gamma is less than 1, and column 4^k has length 1. *)
Lemma at_short : let delta : K := number 1 * / number (2 ^ 4) in exists w v : K,
  0 < w /\ w * w == 1 - delta * delta /\ 0 < v /\ v * v == 0 + delta /\ forall rho,
  ~ null_space_property (2 ^ (2 * 4)) (2 * 2 ^ (2 * 4)) H 1 1 rho (gamma_of delta w v).
Proof.
  intros delta. pose proof (delta_at (2 ^ 4) ($16) ltac:(fra) ltac:(reflexivity)) as D.
  change (number 1 * / number (2 ^ 4)) with delta in D. clearbody delta. assert (E : delta == $(1 # 16)) by fra.
  destruct (root_exists (1 - delta * delta)) as (w & W & Ws); [rewrite E; fra |].
  exists w, ($(1 # 4)). assert (B : $(9 # 10) <= w <= 1) by (apply (between w _ _ _ W Ws); rewrite ?E; fra).
  repeat (split; [first [assumption | fra | rewrite E; fra] |]). intros rho P.
  apply (RefuteHadamardProperty.column_m _ _ _ _ _ _ _ _ _ 1) in P; [| | lia | fra |].
  - destruct (quotient ($(1 # 4)) (w - $(1 # 4) * delta) ltac:(rewrite E; fra)) as [I Q].
    pose proof (quotient_small ($(1 # 4)) (w - $(1 # 4) * delta) ($(1 # 2)) ltac:(rewrite E; fra) ltac:(rewrite E;
      fra)) as L.
    unfold gamma_of in P. set (g := $(1 # 4) / (w - $(1 # 4) * delta)) in *.
    assert (G0 : 0 <= g) by (unfold g, fdiv; apply mult_nonneg; fra).
    pose proof (square_at_most g ($(1 # 2)) G0 ltac:(fra)). fra.
  - apply Nat.ltb_lt. reflexivity.
  - pose proof (h_square (K := K) 4) as S. fra.
Qed.

(** [I | H]: the first unit vector is -4^-k times the sum of the columns of -H. *)
Lemma flat (rho gamma : K) : 0 <= rho < 1 ->
  ~ null_space_property (2 ^ (2 * 4)) (2 * 2 ^ (2 * 4)) (two_bases (2 ^ (2 * 4)) (2 * 4) (/ number (1 ^ 4))) 1 1 rho
    gamma.
Proof.
  intros R Pr. set (m := (2 ^ (2 * 4))%nat) in *. assert (M : (1 <= m)%nat) by apply (m_positive 4).
  assert (h1 : / number (K := K) (1 ^ 4) == 1) by (pose proof (inverse_number (1 ^ 4) 1 ltac:(fra)
    ltac:(reflexivity)); fra).
  assert (N0 : 0 < number (K := K) m) by (apply number_positive; lia).
  pose proof (inverse_positive _ N0) as c0. assert (Cm : / number (K := K) m * number m == 1) by (apply (finv_left K);
    fra).
  set (c := / number m) in *. clearbody c.
  destruct (RefuteHadamardProperty.parts_of (2 * m) [0%nat]) as (T & P & _).
  { constructor; [intros [] | constructor]. } { intros j [<- | []]. lia. }
  set (x := halves 4 (fun j => unit_entry (K := K) 0 j) (fun _ => - c)).
  assert (I : forall i, (i < m)%nat -> image (2 * m) (two_bases m (2 * 4) (/ number (1 ^ 4))) x i == 0).
  { intros i Hi. pose proof (image_halves 4 (2 * 4) (/ number (1 ^ 4)) (fun j => unit_entry (K := K) 0 j) (fun _ => -
    c) i) as E.
    fold m x in E. rewrite E, h1. destruct (Nat.ltb_spec i m); [| lia].
    pose proof (hadamard_columns (K := K) (2 * 4) i 0 Hi ltac:(lia)) as C. fold m in C.
    rewrite (over_same _ _ (fun j => (- c) * (hadamard (2 * 4) j i * hadamard (2 * 4) j 0))).
    - rewrite over_scale, C. assert (U : unit_entry (K := K) i 0 == unit_entry 0 i) by (unfold unit_entry;
        rewrite (Nat.eqb_sym i 0); reflexivity). rewrite U.
      transitivity (unit_entry 0 i - (c * number m) * unit_entry 0 i); [ring | rewrite Cm; ring].
    - intros j _. rewrite column_0, (hadamard_symmetric (2 * 4) i j). ring. }
  destruct (Pr x [0%nat] T 0 P ltac:(simpl; lia)) as [X0 X].
  { split; [fra |]. assert (Z : dot (below m) (image (2 * m) (two_bases m (2 * 4) (/ number (1 ^ 4))) x)
      (image (2 * m) (two_bases m (2 * 4) (/ number (1 ^ 4))) x) == 0).
    { apply over_zero. intros i Hi. apply in_below in Hi. rewrite (I i Hi). ring. }
    rewrite Z. fra. }
  assert (x0 : x 0%nat == 1).
  { unfold x, halves. fold m. destruct (Nat.ltb_spec 0 m); [reflexivity | lia]. }
  assert (A1 : fabs (1 : K) == 1) by (pose proof (abs_spec (1 : K)); fra).
  assert (A0 : fabs (0 : K) == 0) by (pose proof (abs_spec (0 : K)); fra).
  assert (Ac : fabs (- c) == c) by (pose proof (abs_spec (- c)); fra).
  assert (Nt : norm1 T x == 1).
  { pose proof (parts_over (2 * m) [0%nat] T (fun j => fabs (x j)) P) as E. cbn [over] in E. rewrite x0, A1 in E.
    pose proof (over_halves 4 (fun j => fabs (x j))) as G. fold m in G.
    assert (G1 : over (below m) (fun j => fabs (x j)) == 1).
    { rewrite (over_same _ _ (fun j => unit_entry (K := K) 0 j * 1)).
      - apply (over_pick (below m) (fun _ => 1)); [apply below_distinct | apply in_below; lia].
      - intros j Hj. apply in_below in Hj. unfold x, halves. fold m. destruct (Nat.ltb_spec j m); [| lia].
        unfold unit_entry. destruct (0 =? j)%nat; [rewrite A1 | rewrite A0]; ring. }
    assert (G2 : over (below m) (fun j => fabs (x (m + j)%nat)) == 1).
    { rewrite (over_same _ _ (fun _ => c)); [rewrite over_constant, below_length; fra |].
      intros j Hj. unfold x, halves. fold m. destruct (Nat.ltb_spec (m + j) m); [lia | exact Ac]. }
    unfold norm1. rewrite G1, G2 in G. fra. }
  assert (D : dot [0%nat] x x == 1) by (unfold dot; cbn [over]; rewrite x0; ring).
  assert (Q : rho / 1 == rho) by (field; apply one_neq_zero).
  rewrite D, Nt, Q in X. assert (0 <= (1 - rho) * (1 + rho)) by (apply mult_nonneg; fra).
  assert (0 < (1 - rho) * (1 + rho)) by (apply mult_positive; fra). fra.
Qed.

Lemma at_flat : let delta : K := number 1 * / number (2 ^ 4) in exists w v : K,
  0 < w /\ w * w == 1 - delta * delta /\ 0 < v /\ v * v == 1 + delta.
Proof.
  intros delta. pose proof (delta_at (2 ^ 4) ($16) ltac:(fra) ltac:(reflexivity)) as D.
  change (number 1 * / number (2 ^ 4)) with delta in D. clearbody delta. assert (E : delta == $(1 # 16)) by fra.
  destruct (root_exists (1 - delta * delta)) as (w & W & Ws); [rewrite E; fra |].
  destruct (root_exists (1 + delta)) as (v & V & Vs); [rewrite E; fra |].
  exists w, v. repeat (split; [assumption |]). assumption.
Qed.
End Roots.

(** The mutant at k and s, whose hypotheses are known, word for word: to compare numbers takes long. *)
Ltac instance_at m k s root w v :=
  specialize (m AllRoots.union k s root w v); cbv zeta in m;
  repeat match type of m with
  | (?a < ?b)%nat -> _ => specialize (m (proj1 (Nat.ltb_lt a b) eq_refl))
  | ?A -> _ => match goal with h : ?B |- _ => constr_eq A B; specialize (m h) end
  end.
Ltac rho_is_less N m :=
  lazymatch type of m with ((_ /\ ?B) /\ _) /\ _ => lazymatch type of N with ~ ?C => constr_eq B C end end;
  exact (N (proj2 (proj1 (proj1 m)))).
Ltac no_property N m :=
  lazymatch type of m with
  | _ /\ null_space_property ?M ?L ?A ?s ?r ?rho ?g =>
      let at_ c := (let n := constr:(N c) in
        lazymatch type of n with ~ ?C => lazymatch type of m with _ /\ ?B => constr_eq B C end end) in
      first [at_ g | at_ rho]
  end;
  exact (N _ (proj2 m)).
Ltac refute_Hadamard_E3_hadamard m :=
  first
    [ let root := fresh "root" in let w := fresh "w" in let v := fresh "v" in let N := fresh "N" in
      destruct (at_five AllRoots.sqrt AllRoots.sqrt_root) as (root & w & v & ? & ? & ? & ? & ? & ? & N);
      instance_at m 3%nat 5%nat root w v; rho_is_less N m
    | let w := fresh "w" in let v := fresh "v" in let N := fresh "N" in
      destruct (one_root (K := AllRoots.union)) as [? ?];
      first
        [ destruct (at_third AllRoots.sqrt AllRoots.sqrt_root) as (w & v & ? & ? & ? & ? & N);
          instance_at m 4%nat 1%nat (1 : AllRoots.union) w v; no_property N m
        | destruct (at_two AllRoots.sqrt AllRoots.sqrt_root) as (w & v & ? & ? & ? & ? & N);
          instance_at m 4%nat 1%nat (1 : AllRoots.union) w v; no_property N m
        | destruct (at_short AllRoots.sqrt AllRoots.sqrt_root) as (w & v & ? & ? & ? & ? & N);
          instance_at m 4%nat 1%nat (1 : AllRoots.union) w v; no_property N m
        | destruct (at_flat AllRoots.sqrt AllRoots.sqrt_root) as (w & v & ? & ? & ? & ?);
          instance_at m 4%nat 1%nat (1 : AllRoots.union) w v; destruct m as [[[? ?] ?] m];
          lazymatch type of m with
          | null_space_property _ (2 * 2 ^ (2 * 4)) (two_bases (2 ^ (2 * 4)) (2 * 4) (/ number (1 ^ 4))) _ _ _ _ =>
            idtac end;
          revert m; apply flat; split; [apply lt_le; assumption | assumption] ]
    | RefuteHadamardProperty.refute_property m ].
