(** * A3 is sharp: a zigzag that fails as rarely as A3 allows

    A3, sharpness.  For one hidden layer of width w >= 3, P = w + 1, and every n there is a network that fails at
    (n - P)/2 of the points x^1, ..., x^n at most (at none for n <= P), and A3 says: at (n - P - 1)/2 at least.  For
    n = 4q + P - 3 there is one with F_0 < q and F_1 < q.

    Idea.  Let u = -x_1, so that the points come in the order of k.  A zigzag with w + 1 zeros between training points
    is on alternating sides of 1/2 on w + 2 runs of points; if all runs but the last have odd length, it is right about
    the first point of each run and wrong about every second one.  For the bound on F_0 + F_1 the runs are short but
    for the last; for the other two of them are long, one for each label.  With the slopes 2, -1, 1, -1, ... the w
    kinks cost one neuron each: the third, active to the left, makes the slope 2 of the first piece. *)

From Coq Require Import ZArith QArith List Lia Setoid.
From Barriers Require Import OrderedFields Archimedean Networks Classification Alternation Instability StableNetwork.
Import ListNotations.
Open Scope field_scope.

Section Zigzag.
Context {K : archimedean_field}.
Local Notation vector := (vector K).
Local Notation neuron := (neuron K).
Local Notation layer := (layer K).
Local Notation network := (network K).
Local Notation "0" := (@fzero K) : field_scope.
Local Notation "1" := (@fone K) : field_scope.
Local Notation eps := (@eps K).
Local Notation eps_pos := (@eps_pos K).
Local Notation label := (@label K).
Local Notation Qnat := (@Qnat K).
Local Notation Qnat_pos := (@Qnat_pos K).
Local Notation label_range := (@label_range K).
Local Notation label_0_or_1 := (@label_0_or_1 K).
Add Field K_f : (K_field K) (morphism (of_Q_morph K), constants [f_cst], setoid (K_setoid K) (K_ext K)).

Definition sign (i : nat) : K := if Nat.even i then 1 else - (1).

Lemma sign_S i : sign (S i) == - sign i.
Proof. unfold sign. rewrite Nat.even_succ, <- Nat.negb_even. destruct (Nat.even i); simpl; fra. Qed.

Fixpoint total (F : nat -> K) (w : nat) : K := match w with O => 0 | S v => total F v + F w end.

Lemma dot_total (F G : nat -> K) w : dot (map F (seq 1 w)) (map G (seq 1 w)) == total (fun i => F i * G i) w.
Proof.
  assert (A : forall (x y : vector) (p q : K), length x = length y -> dot (x ++ [p]) (y ++ [q]) == dot x y + p * q).
  { induction x as [|u x IH]; intros [|v y] p q L; try discriminate; simpl; [ring|]. injection L as L.
    rewrite (IH y p q L). ring. }
  induction w as [|w IH]; [reflexivity|]. rewrite seq_S, !map_app. cbn [map total].
  rewrite A by (rewrite !map_length; reflexivity). rewrite IH. reflexivity.
Qed.

Section Zeros.
(** The zeros. *)
Variable c : nat -> K.
Hypothesis c_increasing : forall i, c i < c (S i).

Definition kink (i : nat) : K :=
  match i with
  | O => c O
  | S O => $(2 # 3) * c O + $(1 # 3) * c 1%nat
  | S j => $(1 # 2) * (c j + c i)
  end.
Definition slope (i : nat) : K := match i with S O => - $3 | _ => $2 * sign i end.

Definition zigzag (w : nat) (u : K) : K := $2 * (u - c O) + total (fun i => slope i * relu (u - kink i)) w.

Lemma zigzag_S w u : zigzag (S w) u == zigzag w u + slope (S w) * relu (u - kink (S w)).
Proof. unfold zigzag. cbn [total]. ring. Qed.

Lemma kink_range i : c i < kink (S i) /\ kink (S i) < c (S i).
Proof. pose proof (c_increasing i). destruct i as [|i]; cbn [kink]; fra. Qed.

(** To the left of the next kink it is not seen. *)
Lemma zigzag_left i w u : (i <= w)%nat -> u <= kink (S i) -> zigzag w u == zigzag i u.
Proof.
  intros L. induction L as [|w L IH]; intros H; [reflexivity|].
  rewrite zigzag_S, relu_neg; [rewrite IH by exact H; ring|].
  assert (M : kink (S i) <= kink (S w)); [|fra]. clear - L c_increasing. induction L as [|w L IH]; [fra|].
  pose proof (kink_range w). pose proof (kink_range (S w)). fra.
Qed.

(** Right of the last kink. *)
Lemma zigzag_right i u : kink (S i) <= u -> zigzag (S i) u == sign (S i) * (u - c (S i)).
Proof.
  induction i as [|i IH]; intros H; rewrite zigzag_S, relu_pos by fra.
  - unfold zigzag. simpl. unfold sign. simpl. ring.
  - pose proof (kink_range i). pose proof (kink_range (S i)). rewrite IH by fra.
    cbn [slope kink]. rewrite !sign_S. ring.
Qed.

(** Between the zeros i - 1 and i the sign is that of (-1)^{i+1}. *)
Lemma zigzag_sign i w u : (i <= S w)%nat -> (1 <= w)%nat -> (i = O \/ c (pred i) < u) -> (i = S w \/ u < c i) ->
  0 < - sign i * zigzag w u.
Proof.
  intros Hi Hw L R. destruct i as [|i].
  - destruct R as [R|R]; [lia|]. pose proof (kink_range O). rewrite (zigzag_left O) by (lia || fra).
    unfold zigzag, sign. simpl. fra.
  - destruct L as [L|L]; [lia|]. simpl pred in L. rewrite sign_S.
    assert (G : 0 < sign i * zigzag w u); [|fra].
    assert (Before : zigzag i u == sign i * (u - c i) -> 0 < sign i * zigzag i u).
    { intros E. rewrite E. unfold sign. destruct (Nat.even i); fra. }
    assert (Here : 0 < sign i * zigzag i u).
    { destruct i as [|i]; [unfold zigzag, sign; simpl; fra|]. pose proof (kink_range i).
      apply Before, zigzag_right. fra. }
    destruct R as [R|R]; [replace w with i by lia; exact Here|].
    destruct (Nat.eq_dec i w) as [->|Ne]; [exact Here|].
    destruct (lt_le_dec u (kink (S i))) as [M|M]; [rewrite (zigzag_left i) by (lia || fra); exact Here|].
    pose proof (kink_range (S i)). rewrite (zigzag_left (S i)) by (lia || fra). rewrite zigzag_right by exact M.
    rewrite sign_S. unfold sign. destruct (Nat.even i); fra.
Qed.

(** ** The network *)

Variables (d w : nat) (size : K).
Hypothesis d_range : (1 <= d)%nat.
Hypothesis w_range : (3 <= w)%nat.

Definition active (i : nat) : neuron :=
  if (i =? 3)%nat then {| weights := 1 :: repeat 0 (d - 1); bias := kink i |}
  else {| weights := - (1) :: repeat 0 (d - 1); bias := - kink i |}.

Definition zigzag_network : network :=
  {| hidden := [map active (seq 1 w)];
     output := {| weights := map (fun i => size * slope i) (seq 1 w);
                  bias := $(1 # 2) + size * ($2 * (kink 3 - c O)) |} |}.

Lemma zigzag_network_NN : NN d [w] zigzag_network.
Proof.
  unfold NN, zigzag_network. cbn [hidden output map shaped weights]. rewrite !map_length, seq_length.
  repeat split; try (lia || discriminate || (repeat constructor; lia)).
  apply Forall_forall. intros n Hn. apply in_map_iff in Hn. destruct Hn as [i [<- _]]. unfold active.
  destruct (i =? 3)%nat; simpl; rewrite repeat_length; lia.
Qed.

Lemma active_value i x : affine_form (active i) x ==
  if (i =? 3)%nat then kink i - - first x else - first x - kink i.
Proof.
  unfold affine_form, active. destruct (i =? 3)%nat; cbn [weights bias]; rewrite dot_cons, dot_zero; unfold first; ring.
Qed.

Lemma zigzag_network_value x : value zigzag_network x == $(1 # 2) + size * zigzag w (- first x).
Proof.
  unfold value, zigzag_network. cbn [hidden output fold_left]. unfold affine_form at 1. cbn [weights bias].
  unfold relu_layer. rewrite map_map, dot_total. set (u := - first x).
  assert (E : forall v, (3 <= v)%nat ->
    total (fun i => size * slope i * relu (affine_form (active i) x)) v + size * ($2 * (kink 3 - c O)) ==
    size * zigzag v u).
  { intros v Hv. induction Hv as [|v Hv IH].
    - unfold zigzag. cbn [total]. rewrite !active_value. fold u. cbn [Nat.eqb slope].
      assert (R : relu (kink 3 - u) == relu (u - kink 3) - (u - kink 3)).
      { destruct (lt_le_dec u (kink 3)); [rewrite relu_pos, relu_neg by fra|rewrite relu_neg, relu_pos by fra]; ring. }
      rewrite R. unfold sign. cbn [Nat.even]. ring.
    - rewrite zigzag_S, mult_plus_distr_r, <- IH. cbn [total]. rewrite (active_value (S v)). fold u.
      destruct (Nat.eqb_spec (S v) 3); [lia|]. ring. }
  rewrite <- (E w w_range). ring.
Qed.
End Zeros.

(** ** Zeros between training points *)

Section Runs.
Variables (a : K) (b : nat -> nat).
Hypothesis a_range : $(1 # 2) <= a <= 1.
Hypothesis b_increasing : forall i, (b i < b (S i))%nat.

Lemma abscissa_less i j : (i < j)%nat -> abscissa a j < abscissa a i.
Proof. intros H. pose proof (abscissa_apart a a_range j i j ltac:(lia)). pose proof (eps_pos j). fra. Qed.

Lemma abscissa_at_most i j : (i <= j)%nat -> abscissa a j <= abscissa a i.
Proof. intros H. destruct (Nat.eq_dec i j) as [->|Ne]; [fra|]. apply lt_le, abscissa_less. lia. Qed.

(** Between the points b(i) and b(i) + 1. *)
Definition zero (i : nat) : K := - ($(1 # 2) * (abscissa a (b i) + abscissa a (S (b i)))).

Lemma zero_increasing i : zero i < zero (S i).
Proof.
  unfold zero. pose proof (b_increasing i). pose proof (abscissa_at_most (S (b i)) (b (S i)) ltac:(lia)).
  pose proof (abscissa_less (b i) (S (b i)) ltac:(lia)).
  pose proof (abscissa_less (b (S i)) (S (b (S i))) ltac:(lia)). fra.
Qed.

(** The point k of run i: b(i-1) < k <= b(i). *)
Lemma run_sign w k i : (1 <= w)%nat -> (i <= S w)%nat -> (i = O \/ (b (pred i) < k)%nat) ->
  (i = S w \/ (k <= b i)%nat) -> 0 < - sign i * zigzag zero w (- abscissa a k).
Proof.
  intros Hw Hi L R. apply (zigzag_sign zero zero_increasing); auto.
  - destruct L as [L|L]; [left; exact L|right]. unfold zero.
    pose proof (abscissa_at_most (S (b (pred i))) k ltac:(lia)).
    pose proof (abscissa_less (b (pred i)) (S (b (pred i))) ltac:(lia)). fra.
  - destruct R as [R|R]; [left; exact R|right]. unfold zero. pose proof (abscissa_at_most k (b i) R).
    pose proof (abscissa_less (b i) (S (b i)) ltac:(lia)). fra.
Qed.

Lemma bounded_on (F : nat -> K) n : exists B, 1 <= B /\ forall k, (1 <= k <= n)%nat -> - B <= F k <= B.
Proof.
  induction n as [|n [B [B1 H]]]; [exists 1; split; [fra|lia]|]. pose proof (le_abs (F (S n))).
  pose proof (le_abs (- F (S n))) as O. rewrite abs_opp in O. pose proof (abs_nonneg (F (S n))).
  exists (B + fabs (F (S n))). split; [fra|]. intros k Hk. destruct (Nat.eq_dec k (S n)) as [->|Ne]; [fra|].
  specialize (H k ltac:(lia)). fra.
Qed.

(** In run i, counted from 0, the network fails at no point but those of the parity of i. *)
Lemma zigzag_right_about d w n : (2 <= d)%nat -> (3 <= w)%nat -> exists phi, NN d [w] phi /\
  forall k i, (1 <= k <= n)%nat -> (i <= S w)%nat -> (i = O \/ (b (pred i) < k)%nat) -> (i = S w \/ (k <= b i)%nat) ->
    fails (fun y => y) phi a (x_point d a k) = true -> Nat.even k = Nat.even i.
Proof.
  intros Hd Hw. destruct (bounded_on (fun k => zigzag zero w (- abscissa a k)) n) as [B [B1 HB]].
  set (size := $(1 # 2) * / B). assert (Es : B * size == $(1 # 2)) by (unfold size; field; fra).
  assert (S0 : 0 < size) by (assert (0 < / B) by (apply inv_positive; fra); unfold size; fra). clearbody size.
  exists (zigzag_network zero d w size). split; [apply zigzag_network_NN; lia|]. intros k i Hk Hi L R.
  pose proof (run_sign w k i ltac:(lia) Hi L R) as Z. pose proof (HB k Hk) as Z1. unfold fails.
  rewrite (f_x_point d a n k a_range Hk), le_bool_iff, (zigzag_network_value zero d w size ltac:(lia) Hw).
  change (first (x_point d a k)) with (abscissa a k). set (z := zigzag zero w (- abscissa a k)) in *. clearbody z.
  assert (Z2 : - $(1 # 2) <= size * z <= $(1 # 2)) by fnra.
  unfold sign in Z. unfold label. destruct (Nat.even k), (Nat.even i); intros F; try reflexivity; exfalso.
  - assert (0 < size * z) by fnra. revert F. apply lt_not_le. rewrite abs_neg; fra.
  - assert (size * z < 0) by fnra. revert F. apply lt_not_le. rewrite abs_pos; fra.
Qed.
End Runs.

(** ** Counting *)

(** F_s counts failing points of label s. *)
Lemma failing_at_most d a delta phi n s (A : nat -> bool) : $(1 # 2) <= a <= 1 ->
  (forall k, (1 <= k <= n)%nat -> label k == s -> fails (fun y => y) phi a (x_point d a k) = true -> A k = true) ->
  (failing d a delta (fun y => y) phi n s 0 <= count A n)%nat.
Proof.
  intros Ha H. assert (M : monotone (fun y : K => y)) by (left; auto). apply count_impl. intros k Hk E.
  apply Bool.andb_true_iff in E. destruct E as [E1 E2]. apply eq_bool_iff in E1.
  rewrite (fails_same _ phi a _ _ M (eta_erases d a delta 0 k s E1)) in E2.
  rewrite (f_x_point d a n k Ha Hk) in E1. apply H; [exact Hk|exact E1|]. rewrite <- E2. apply fails_same; [exact M|].
  simpl. constructor; [ring|apply same_refl].
Qed.

Lemma count_S A n : count A (S n) = (count A n + if A (S n) then 1 else 0)%nat.
Proof.
  unfold count. rewrite seq_S, filter_app, app_length. simpl. destruct (A (S n)); reflexivity.
Qed.

Lemma label_tests k : eq_bool (label k) 0 = negb (Nat.even k) /\ eq_bool (label k) 1 = Nat.even k.
Proof.
  unfold label, eq_bool. destruct (Nat.even k); split; destruct eq_dec as [E | E]; try reflexivity; exfalso; fra.
Qed.

(** At most half of the k beyond m have the parity of m. *)
Lemma count_half m n :
  (2 * count (fun k => (m <? k) && Bool.eqb (Nat.even k) (Nat.even m)) n +
    (if (m <? n) && xorb (Nat.even n) (Nat.even m) then 1 else 0) <= n - m)%nat.
Proof.
  induction n as [|n IH]; [simpl; lia|]. rewrite count_S. cbv beta.
  destruct (Nat.ltb_spec m (S n)) as [L|L]; [|destruct (Nat.ltb_spec m n); cbn [andb] in *; lia].
  rewrite Nat.even_succ, <- Nat.negb_even. destruct (Nat.ltb_spec m n) as [L'|L'].
  - destruct (Nat.even n), (Nat.even m); cbn [andb xorb negb Bool.eqb] in *; lia.
  - assert (n = m) by lia. subst n. destruct (Nat.even m); cbn [andb xorb negb Bool.eqb] in *; lia.
Qed.

(** ** A3 is sharp *)

Theorem A3_attained : forall d w a n, (2 <= d)%nat -> (3 <= w)%nat -> $(1 # 2) <= a <= 1 ->
  exists phi, NN d [w] phi /\ forall delta,
    (2 * (failing d a delta (fun y => y) phi n 0 0 + failing d a delta (fun y => y) phi n 1 0) <= n - P [w])%nat.
Proof.
  intros d w a n Hd Hw Ha.
  destruct (zigzag_right_about a S Ha (fun i => le_n _) d w n Hd Hw) as [phi [H F]].
  exists phi. split; [exact H|]. intros delta.
  set (A := fun k => (S w <? k)%nat && Bool.eqb (Nat.even k) (Nat.even (S w))).
  assert (G : forall k, (1 <= k <= n)%nat -> fails (fun y => y) phi a (x_point d a k) = true -> A k = true).
  { intros k Hk E. unfold A. destruct (Nat.ltb_spec (S w) k) as [L|L].
    - rewrite (F k (S w) Hk (le_n _) (or_intror L) (or_introl eq_refl) E). apply Bool.eqb_reflx.
    - exfalso. destruct k as [|j]; [lia|]. assert (E' : Nat.even (S j) = Nat.even j).
      { apply (F (S j) j Hk); [lia| |right; apply le_n|exact E].
        destruct j as [|j]; [left; reflexivity|right; simpl; lia]. }
      rewrite Nat.even_succ, <- Nat.negb_even in E'. destruct (Nat.even j); discriminate. }
  pose (Z := fun s k => eq_bool (label k) s && A k).
  assert (G0 : forall s, (failing d a delta (fun y => y) phi n s 0 <= count (Z s) n)%nat).
  { intros s. apply failing_at_most; [exact Ha|]. intros k Hk L E. unfold Z. apply Bool.andb_true_iff.
    split; [apply eq_bool_iff, L|apply G; assumption]. }
  assert (Sum : (count (Z 0%F) n + count (Z 1%F) n = count A n)%nat).
  { unfold Z. clear. induction n as [|n IH]; [reflexivity|]. rewrite !count_S, <- IH.
    destruct (label_tests (S n)) as [-> ->]. destruct (Nat.even (S n)), (A (S n)); cbn; lia. }
  pose proof (count_half (S w) n) as C. fold A in C. pose proof (G0 0). pose proof (G0 1). simpl P.
  destruct (_ && _) in C; lia.
Qed.

Lemma count_beyond A m n : (m <= n)%nat -> (forall k, (m < k)%nat -> A k = false) -> count A n = count A m.
Proof.
  intros L H. induction L as [|n L IH]; [reflexivity|]. rewrite count_S, IH, (H (S n)) by lia. lia.
Qed.

(** Two long runs: one at the start, of failing points of the parity of w, and the last one. *)
Definition two_runs (w q i : nat) : nat :=
  match i with O => if Nat.even w then (2 * q - 1)%nat else 1%nat | S _ => (2 * q - 1 + i)%nat end.

Theorem A3_not_lowered : forall d w a q, (2 <= d)%nat -> (3 <= w)%nat -> $(1 # 2) <= a <= 1 -> (1 <= q)%nat ->
  exists phi, NN d [w] phi /\ forall delta s, s = 0 \/ s = 1 ->
    (failing d a delta (fun y => y) phi (4 * q + P [w] - 3) s 0 <= q - 1)%nat.
Proof.
  intros d w a q Hd Hw Ha Hq. set (n := (4 * q + P [w] - 3)%nat).
  assert (En : n = (4 * q + w - 2)%nat) by (unfold n; simpl P; lia). clearbody n.
  assert (Inc : forall i, (two_runs w q i < two_runs w q (S i))%nat).
  { intros [|i]; simpl; [destruct (Nat.even w)|]; lia. }
  destruct (zigzag_right_about a (two_runs w q) Ha Inc d w n Hd Hw) as [phi [H F]].
  exists phi. split; [exact H|]. intros delta s Hs. set (m := if Nat.even w then 0%nat else 1%nat).
  set (m' := (2 * q - 1 + w)%nat).
  set (A := fun k => (m <? k)%nat && Bool.eqb (Nat.even k) (Nat.even m) && (k <? 2 * q)%nat).
  set (B := fun k => (m' <? k)%nat && Bool.eqb (Nat.even k) (Nat.even m')).
  assert (Em : Nat.even m = Nat.even w) by (unfold m; destruct (Nat.even w); reflexivity).
  assert (Em' : Nat.even m' = negb (Nat.even w)).
  { unfold m'. replace (2 * q - 1 + w)%nat with (S (2 * (q - 1) + w)) by lia.
    rewrite Nat.even_succ, <- Nat.negb_even, Nat.even_add, Nat.even_mul. destruct (Nat.even w); reflexivity. }
  assert (G : forall k, (1 <= k <= n)%nat -> fails (fun y => y) phi a (x_point d a k) = true ->
    A k = true /\ Nat.even k = Nat.even w \/ B k = true /\ Nat.even k = negb (Nat.even w)).
  { intros k Hk E. destruct (Nat.lt_ge_cases m' k) as [L|L]; [|destruct (Nat.lt_ge_cases k (2 * q)) as [M|M]].
    - right. assert (E' : Nat.even k = negb (Nat.even w)).
      { rewrite Nat.negb_even, <- Nat.even_succ.
        apply (F k (S w) Hk (le_n _)); [right|left; reflexivity|exact E]. destruct w; [lia|exact L]. }
      split; [|exact E']. unfold B. rewrite E', Em', Bool.eqb_reflx, (proj2 (Nat.ltb_lt m' k) L). reflexivity.
    - left. assert (E' : (m < k)%nat /\ Nat.even k = Nat.even w).
      { unfold m. destruct (Nat.even w) eqn:W; [split; [lia|]|destruct (Nat.eq_dec k 1) as [->|Ne]; [|split; [lia|]]].
        - apply (F k O Hk); [lia|auto|right; simpl; rewrite W; lia|exact E].
        - assert (X := F 1%nat O Hk). simpl in X. rewrite W in X. discriminate X; auto. lia.
        - apply (F k 1%nat Hk); [lia|right; simpl; rewrite W; lia|right; simpl; lia|exact E]. }
      destruct E' as [L' E']. split; [|exact E'].
      unfold A. rewrite E', Em, Bool.eqb_reflx, (proj2 (Nat.ltb_lt m k) L'), (proj2 (Nat.ltb_lt k _) M). reflexivity.
    - exfalso. set (j := (k - 2 * q)%nat). assert (Ek : k = (2 * q + j)%nat) by (unfold j; lia). unfold m' in L.
      assert (X : Nat.even k = Nat.even (S j)).
      { apply (F k (S j) Hk); [lia| |right; simpl; lia|exact E].
        right. simpl pred. destruct j as [|i]; simpl; [destruct (Nat.even w)|]; lia. }
      rewrite Ek, Nat.even_succ, <- Nat.negb_even, Nat.even_add, Nat.even_mul in X. simpl in X.
      destruct (Nat.even j); discriminate. }
  assert (CA : (count A n <= q - 1)%nat).
  { rewrite (count_beyond A (2 * q - 1) n) by
      (lia || (intros k Hk; unfold A; rewrite (proj2 (Nat.ltb_ge k _)) by lia; apply Bool.andb_false_r)).
    pose proof (count_half m (2 * q - 1)) as C. eapply Nat.le_trans.
    - apply (count_impl A (fun k => (m <? k)%nat && Bool.eqb (Nat.even k) (Nat.even m))).
      intros k _ HA. apply Bool.andb_true_iff in HA. apply HA.
    - destruct (_ && _) in C; lia. }
  assert (CB : (count B n <= q - 1)%nat).
  { pose proof (count_half m' n) as C. fold B in C. assert (n - m' = 2 * q - 1)%nat by (unfold m'; lia).
    destruct (_ && _) in C; lia. }
  assert (Bound : forall c, s = label c -> (failing d a delta (fun y => y) phi n s 0 <=
    if Bool.eqb (Nat.even c) (Nat.even w) then count A n else count B n)%nat).
  { intros c ->. destruct (Bool.eqb _ _) eqn:W; apply failing_at_most; auto; intros k Hk L E;
      destruct (G k Hk E) as [[GA GE]|[GB GE]]; try assumption; exfalso; revert L W; unfold label; rewrite GE;
      destruct (Nat.even c), (Nat.even w); simpl; intros; discriminate || fra. }
  assert (Both : s = label 1 \/ s = label 2) by (destruct Hs; auto).
  destruct Both as [E|E]; eapply Nat.le_trans; try (apply (Bound _ E)); destruct (Bool.eqb _ _); assumption.
Qed.
End Zigzag.
