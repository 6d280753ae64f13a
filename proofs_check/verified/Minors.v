(** * A determinant that is not 0, shown modulo a number

    Elimination with units as pivots succeeds modulo N ([eliminated]).  Then no combination of the rows of the table
    vanishes modulo N but with factors that do ([elimination_sound]); so none vanishes but that with factors 0: divide
      by
    N again and again ([descent]).  So over the rational numbers the transposed system is always solvable,
      and over every
    ordered field the columns are independent ([minor_injective]). *)

From Coq Require Import ZArith QArith Qabs List Lia Lqa Znumtheory Setoid Bool PeanoNat Permutation Ring_theory.
From Barriers Require Import OrderedFields LinearSystems TrustRational.
From Barriers Require Import Numerals NetworkChecker Blocks ListSums Json.
Import ListNotations.
Open Scope Z_scope.

(** ** The check *)

Fixpoint euclid (fuel : nat) (r0 r1 s0 s1 : Z) : Z :=
  match fuel with
  | O => s0
  | S fuel => if r1 =? 0 then s0 else let q := r0 / r1 in euclid fuel r1 (r0 - q * r1) s1 (s0 - q * s1)
  end.
(** What a times is 1 modulo N, if anything is. *)
Definition inverse_mod (N a : Z) : Z := euclid (Z.to_nat (2 * Z.log2 N + 8)) a N 1 0 mod N.

(** The first row that does not begin with 0, without its first entry, and the others. *)
Fixpoint pivot (rows before : list (list Z)) : option (Z * list Z * list (list Z)) :=
  match rows with
  | (a :: r) :: rows => if a =? 0 then pivot rows ((a :: r) :: before) else Some (a, r, rev_append before rows)
  | _ => None
  end.
Definition reduce (N : Z) (head row : list Z) : list Z :=
  match row with
  | [] => []
  | f :: row => if f =? 0 then row else map2 (fun v w => (v - f * w) mod N) row head
  end.
Fixpoint eliminated {A} (N : Z) (shape : list A) (rows : list (list Z)) : bool :=
  match rows, shape with
  | [], _ => true
  | _, [] => false
  | _, _ :: shape =>
      match pivot rows [] with
      | Some (a, r, others) =>
          let i := inverse_mod N a in
          ((a * i) mod N =? 1) && eliminated N shape (map (reduce N (map (fun v => v * i) r)) others)
      | None => false
      end
  end.

(** A column in integers, divided by what they have in common. *)
Definition minor_column (qs : list Q) : option (list Z) :=
  let* zs := every (over (common_of qs 1)) qs in
  let g := fold_left Z.gcd zs 0 in
  let g := if g =? 0 then 1 else g in
  if forallb (fun z => z / g * g =? z) zs then Some (map (fun z => z / g) zs) else None.
Fixpoint transposed_integers {A} (shape : list A) (rows : list (list Z)) : list (list Z) :=
  match rows with [] => map (fun _ => []) shape | row :: rows => map2 cons row (transposed_integers shape rows) end.
(** The entries of the columns in these rows have a minor that is a unit modulo N. *)
Definition check_minor (N : Z) (rows : list nat) (cols : list (list Q)) : bool :=
  (1 <? N) && (size rows =? size cols) &&
  match every (fun col => minor_column (map (fun i => nth i col 0%Q) rows)) cols with
  | Some table => eliminated N cols (map (map (fun v => v mod N)) (transposed_integers rows table))
  | None => false
  end.

(** ** Elimination *)

(** The c-th entry of the combination of rows with these factors. *)
Definition entry_sum (c : nat) (tw : list (list Z * Z)) : Z := fold_right (fun p s => snd p * nth c (fst p) 0 + s) 0 tw.

Lemma entry_sum_permutation c tw tw' : Permutation tw tw' -> entry_sum c tw = entry_sum c tw'.
Proof. intros P. induction P; simpl; [reflexivity| | |congruence]; unfold entry_sum in *; simpl; lia. Qed.

Lemma pivot_split rows : forall before a r others, pivot rows before = Some (a, r, others) ->
  forall tw bw : list (list Z * Z), map fst tw = rows -> map fst bw = before ->
  exists w ow, map fst ow = others /\ Permutation (rev bw ++ tw) ((a :: r, w) :: ow).
Proof.
  induction rows as [|row rows IH]; intros before a r others H tw bw T B; [discriminate|].
  destruct row as [|f row]; [discriminate|]. simpl in H. destruct tw as [|[row' w] tw]; [discriminate|].
    injection T as T1 T2.
  simpl in T1. subst row'. destruct (Z.eqb_spec f 0) as [->|N].
  - destruct (IH _ _ _ _ H tw ((0 :: row, w) :: bw) T2 ltac:(simpl; congruence)) as (v & ow & O & P). exists v, ow.
    split; [exact O|]. simpl in P. rewrite <- app_assoc in P. exact P.
  - injection H as <- <- <-. exists w, (rev bw ++ tw). split.
    + rewrite map_app, map_rev, B, T2, rev_append_rev. reflexivity.
    + symmetry. apply Permutation_middle.
Qed.

Lemma nth_map2_Z (h : Z -> Z -> Z) l : forall k c, List.length k = List.length l -> (c < List.length l)%nat ->
  nth c (map2 h l k) 0 = h (nth c l 0) (nth c k 0).
Proof.
  induction l as [|a l IH]; intros [|b k] c L Hc; try discriminate; [simpl in Hc; lia|]. destruct c as [|c];
    [reflexivity|].
  simpl. apply IH; simpl in *; [congruence|lia].
Qed.
Lemma map2_length_Z (h : Z -> Z -> Z) l : forall k, List.length k = List.length l -> List.length (map2 h l k) =
  List.length l.
Proof. induction l as [|a l IH]; intros [|b k] L; try discriminate; [reflexivity|]. simpl in *. f_equal. apply IH.
  congruence. Qed.

Lemma reduce_entry N head row c : 1 < N -> List.length row = S (List.length head) -> (c < List.length head)%nat ->
  (N | nth c (reduce N head row) 0 - (nth (S c) row 0 - nth 0 row 0 * nth c head 0)).
Proof.
  intros P L Hc. destruct row as [|f row]; [discriminate|]. simpl in L. injection L as L. unfold reduce.
  cbn [nth]. destruct (Z.eqb_spec f 0) as [->|_].
  - exists 0. lia.
  - rewrite nth_map2_Z by lia. rewrite Z.mod_eq by lia. eexists. ring_simplify. instantiate (1 := - ((nth c row 0 - f
    * nth c head 0) / N)). ring.
Qed.
Lemma reduce_length N head row : List.length row = S (List.length head) -> List.length (reduce N head row) =
  List.length head.
Proof.
  intros L. destruct row as [|f row]; [discriminate|]. simpl in L. injection L as L. unfold reduce.
  destruct (f =? 0); [exact L|]. rewrite map2_length_Z; [exact L|symmetry; exact L].
Qed.

Lemma reduced_sum N head c tw : 1 < N -> Forall (fun p => List.length (fst p) = S (List.length head)) tw ->
  (c < List.length head)%nat ->
  (N | entry_sum c (map (fun p => (reduce N head (fst p), snd p)) tw) - (entry_sum (S c) tw - nth c head 0 * entry_sum
    0 tw)).
Proof.
  intros P F Hc. induction F as [|[row w] tw L _ IH]; unfold entry_sum in *; simpl.
  - exists 0. ring.
  - cbn [fst snd] in L. destruct (reduce_entry N head row c P L Hc) as [k K]. destruct IH as [l I].
    exists (w * k + l). simpl in K. cbn [nth] in *.
    set (s := fold_right _ 0 (map _ tw)) in *. set (s1 := fold_right _ 0 tw) in *.
    match type of I with context [?x - nth c head 0 * ?y] => set (s2 := x) in *; set (s3 := y) in * end.
    nia.
Qed.

Lemma elimination_sound {A} N (shape : list A) : 1 < N -> forall rows, eliminated N shape rows = true ->
  Forall (fun row => List.length row = List.length shape) rows -> forall tw, map fst tw = rows ->
  (forall c, (c < List.length shape)%nat -> (N | entry_sum c tw)) -> Forall (fun p => (N | snd p)) tw.
Proof.
  intros P. induction shape as [|s shape IH]; intros rows H L tw T D.
  - destruct rows; [|discriminate]. destruct tw; [constructor|discriminate].
  - destruct rows as [|row0 rows]; [destruct tw; [constructor|discriminate]|]. cbn [eliminated] in H.
    destruct (pivot (row0 :: rows) []) as [[[a r] others]|] eqn:E; [|discriminate]. apply andb_true_iff in H.
      destruct H as [U H].
    apply Z.eqb_eq in U. set (i := inverse_mod N a) in *. set (head := map (fun v => v * i) r) in *.
    destruct (pivot_split _ _ _ _ _ E tw [] T eq_refl) as (w & ow & O & Pm). simpl in Pm.
    assert (Fl : Forall (fun p => List.length (fst p) = S (List.length shape)) tw).
    { rewrite <- T in L. clear - L. apply Forall_forall. intros p Hp. rewrite Forall_forall in L. apply (L (fst p)),
      in_map, Hp. }
    pose proof (Permutation_Forall Pm Fl) as Fp. inversion Fp as [|? ? Lr Fo]; subst. cbn [fst List.length] in Lr.
      injection Lr as Lr.
    assert (Lh : List.length head = List.length shape) by (unfold head; rewrite map_length; exact Lr).
    assert (D' : forall c, (c < S (List.length shape))%nat -> (N | w * nth c (a :: r) 0 + entry_sum c ow)).
    { intros c Hc. specialize (D c Hc). rewrite (entry_sum_permutation c _ _ Pm) in D. exact D. }
    assert (Ui : (N | a * i - 1)) by (exists (a * i / N); rewrite <- U at 1; rewrite Z.mod_eq by lia; ring).
    assert (G : Forall (fun p => (N | snd p)) (map (fun p => (reduce N head (fst p), snd p)) ow)).
    { apply (IH (map (reduce N head) (map fst ow))).
      - exact H.
      - apply Forall_forall. intros x Hx. rewrite map_map in Hx. apply in_map_iff in Hx. destruct Hx as [p [<- Hp]].
        rewrite <- Lh. apply reduce_length. rewrite Lh. rewrite Forall_forall in Fo. apply Fo, Hp.
      - rewrite !map_map. reflexivity.
      - intros c Hc. rewrite <- Lh in Hc, Fo. destruct (reduced_sum N head c ow P Fo Hc) as [k K].
        destruct (D' (S c) ltac:(lia)) as [k1 K1]. destruct (D' 0%nat ltac:(lia)) as [k0 K0]. destruct Ui as [u Ui].
        cbn [nth] in K1, K0. assert (Hh : nth c head 0 = nth c r 0 * i).
        { unfold head. change 0 with (0 * i) at 1. apply (map_nth (fun v => v * i)). }
        rewrite Hh in K. exists (k + k1 - nth c r 0 * i * k0 + w * nth c r 0 * u).
        assert (K2 : entry_sum (S c) ow = k1 * N - w * nth c r 0) by lia.
        assert (K3 : entry_sum 0 ow = k0 * N - w * a) by lia. rewrite K2, K3 in K.
        assert (K4 : a * i = u * N + 1) by lia.
        assert (K5 : entry_sum c (map (fun p => (reduce N head (fst p), snd p)) ow) =
          k * N + (k1 * N - w * nth c r 0 - nth c r 0 * i * (k0 * N - w * a))) by lia.
        rewrite K5. replace (nth c r 0 * i * (k0 * N - w * a)) with (nth c r 0 * i * k0 * N - nth c r 0 * w * (a * i))
          by ring.
        rewrite K4. ring. }
    assert (Go : Forall (fun p => (N | snd p)) ow).
    { apply Forall_forall. intros p Hp. rewrite Forall_forall in G.
      apply (G (reduce N head (fst p), snd p)), in_map_iff. exists p. auto. }
    assert (Gw : (N | w)).
    { destruct (D' 0%nat ltac:(lia)) as [k0 K0]. cbn [nth] in K0. destruct Ui as [u Ui].
      assert (Z0 : (N | entry_sum 0 ow)).
      { clear - Go. induction Go as [|[x v] ow [k K] _ [l I]]; unfold entry_sum in *; simpl; [exists 0; ring|].
        cbn [snd] in K. exists (k * nth 0 x 0 + l). subst v. cbn [nth] in *. simpl in I. rewrite I. ring. }
      destruct Z0 as [l Z0]. exists ((k0 - l) * i - w * u). assert (A1 : a * i = u * N + 1) by lia.
      rewrite Z0 in K0. assert (A2 : w * a = (k0 - l) * N) by (rewrite Z.mul_sub_distr_r; lia).
      assert (A3 : w * (a * i) = (k0 - l) * N * i) by (rewrite Z.mul_assoc; congruence). rewrite A1 in A3.
      replace (((k0 - l) * i - w * u) * N) with ((k0 - l) * N * i - w * u * N) by ring. rewrite <- A3. ring. }
    apply (Permutation_Forall (Permutation_sym Pm)). constructor; assumption.
Qed.

(** ** No integers but 0 *)

Definition total_size (zs : list Z) : Z := fold_right (fun z s => Z.abs z + s) 0 zs.
Lemma total_size_nonneg zs : 0 <= total_size zs.
Proof. induction zs as [|z zs IH]; unfold total_size in *; simpl; lia. Qed.
Lemma total_size_zero zs : total_size zs = 0 -> Forall (fun z => z = 0) zs.
Proof.
  induction zs as [|z zs IH]; intros H; constructor; unfold total_size in *; simpl in H;
    pose proof (total_size_nonneg zs) as P;
    unfold total_size in P; [lia|apply IH; lia].
Qed.

Lemma entry_sum_mod N c rows : forall zs, 1 < N ->
  (N | entry_sum c (combine (map (map (fun v => v mod N)) rows) zs) - entry_sum c (combine rows zs)).
Proof.
  intros zs P. revert zs. induction rows as [|row rows IH]; intros [|z zs]; unfold entry_sum in *; simpl;
    try (exists 0; ring).
  destruct (IH zs) as [k K].
  assert (M : (N | nth c (map (fun v => v mod N) row) 0 - nth c row 0)).
  { assert (E : nth c (map (fun v => v mod N) row) 0 = (nth c row 0) mod N).
    { change 0 with (0 mod N) at 1. apply (map_nth (fun v => v mod N)). }
    rewrite E, Z.mod_eq by lia. exists (- (nth c row 0 / N)). ring. }
  destruct M as [l M]. exists (z * l + k).
  rewrite Z.mul_add_distr_r, <- Z.mul_assoc, <- M, <- K. ring.
Qed.
Lemma entry_sum_scaled N c rows : forall zs, entry_sum c (combine rows (map (fun z => N * z) zs)) = N * entry_sum c
  (combine rows zs).
Proof. induction rows as [|row rows IH]; intros [|z zs]; unfold entry_sum in *; simpl; try ring. rewrite IH. ring. Qed.

Lemma descent {A} N (shape : list A) rows : 1 < N -> eliminated N shape (map (map (fun v => v mod N)) rows) = true ->
  Forall (fun row => List.length row = List.length shape) rows -> forall n zs, total_size zs <= Z.of_nat n ->
  List.length zs = List.length rows -> (forall c, (c < List.length shape)%nat -> entry_sum c (combine rows zs) = 0) ->
  Forall (fun z => z = 0) zs.
Proof.
  intros P H F. induction n as [|n IH]; intros zs B L S.
  { apply total_size_zero. pose proof (total_size_nonneg zs). lia. }
  assert (D : Forall (fun z => (N | z)) zs).
  { assert (G : Forall (fun p => (N | snd p)) (combine (map (map (fun v => v mod N)) rows) zs)).
    { apply (elimination_sound N shape P _ H).
      - apply Forall_forall. intros x Hx. apply in_map_iff in Hx. destruct Hx as [row [<- Hr]]. rewrite map_length.
        rewrite Forall_forall in F. apply F, Hr.
      - clear - L. revert zs L. induction rows as [|row rows IH]; intros [|z zs] L; try discriminate; [reflexivity|].
        simpl. f_equal. apply IH. simpl in L. congruence.
      - intros c Hc. destruct (entry_sum_mod N c rows zs P) as [k K]. rewrite (S c Hc) in K. exists k. lia. }
    clear - L G. revert zs L G. induction rows as [|row rows IH]; intros [|z zs] L G; try discriminate; constructor;
      simpl in G; inversion G; subst; [assumption|]. apply IH; [simpl in L; congruence|assumption]. }
  assert (Q : exists ys, zs = map (fun z => N * z) ys).
  { clear - D. induction D as [|z zs [k K] _ [ys E]]; [exists []; reflexivity|]. exists (k :: ys). simpl. f_equal;
    [lia|exact E]. }
  destruct Q as [ys ->]. rewrite map_length in L.
  assert (Sz : total_size (map (fun z => N * z) ys) = N * total_size ys).
  { clear - P. induction ys as [|y ys IH]; unfold total_size in *; simpl; [ring|]. rewrite IH, Z.abs_mul.
    rewrite (Z.abs_eq N) by lia. ring. }
  rewrite Sz in B. pose proof (total_size_nonneg ys) as P0.
  assert (Small : total_size ys <= Z.of_nat n \/ total_size ys = 0).
  { destruct (Z.eq_dec (total_size ys) 0) as [Z|Z]; [right; exact Z|left]. rewrite Nat2Z.inj_succ in B. nia. }
  assert (Ys : Forall (fun z => z = 0) ys).
  { destruct Small as [Small|Small]; [|apply total_size_zero, Small]. apply (IH ys Small L). intros c Hc.
    specialize (S c Hc). rewrite entry_sum_scaled in S. nia. }
  clear - Ys. induction Ys as [|y ys E _ IH]; constructor; [lia|exact IH].
Qed.

(** ** The columns are independent *)

Lemma minor_column_is qs ts : minor_column qs = Some ts ->
  exists c : Q, ~ (c == 0)%Q /\ Forall2 (fun t q => (q == inject_Z t * c)%Q) ts qs.
Proof.
  unfold minor_column. intros H. unbind H zs E. set (g0 := fold_left Z.gcd zs 0) in H.
    set (g := if g0 =? 0 then 1 else g0) in H.
  assert (G : g <> 0) by (unfold g; destruct (Z.eqb_spec g0 0); lia). clearbody g. clear g0.
  destruct (forallb _ zs) eqn:D; [|discriminate]. injection H as <-. exists (g # common_of qs 1). split.
  - intros Z. unfold Qeq in Z. simpl in Z. lia.
  - revert E D. generalize (common_of qs 1). intros d E D. apply every_spec in E.
    induction E as [|q z qs zs E _ IH]; simpl; constructor; simpl in D; apply andb_true_iff in D;
      destruct D as [D1 D2]; [|apply IH, D2].
    apply Z.eqb_eq in D1. rewrite (over_value _ _ _ E). unfold Qeq, inject_Z. cbn [Qnum Qden Qmult].
      rewrite Pos.mul_1_l. rewrite D1. reflexivity.
Qed.

Lemma cons_length (r : list Z) : forall t, List.length t = List.length r -> List.length (map2 cons r t) = List.length r.
Proof. induction r as [|a r IH]; intros [|x t] L; try discriminate; [reflexivity|]. simpl in *. f_equal. apply IH.
  congruence. Qed.
Lemma transposed_integers_length {A} (shape : list A) rows : Forall (fun row => List.length row = List.length shape)
  rows ->
  List.length (transposed_integers shape rows) = List.length shape.
Proof.
  intros F. induction F as [|r rs L _ IH]; simpl; [apply map_length|]. rewrite cons_length; congruence.
Qed.
Lemma cons_entry (r : list Z) : forall t i, List.length t = List.length r -> (i < List.length r)%nat ->
  nth i (map2 cons r t) [] = nth i r 0 :: nth i t [].
Proof.
  induction r as [|a r IH]; intros [|x t] i L Hi; try discriminate; [simpl in Hi; lia|]. destruct i as [|i];
    [reflexivity|].
  simpl. apply IH; simpl in *; [congruence|lia].
Qed.
Lemma transposed_integers_entry {A} (shape : list A) rows i : (i < List.length shape)%nat ->
  Forall (fun row => List.length row = List.length shape) rows ->
  nth i (transposed_integers shape rows) [] = map (fun row => nth i row 0) rows.
Proof.
  intros Hi F. induction F as [|row rows L F IH]; simpl.
  - clear - Hi. revert i Hi. induction shape as [|a shape IH]; intros [|i] Hi; simpl in *; try lia;
    [reflexivity|apply IH; lia].
  - rewrite cons_entry; [f_equal; exact IH| |congruence]. rewrite (transposed_integers_length _ _ F). symmetry. exact L.
Qed.

(** Rational numbers over one denominator, as integers. *)
Lemma common_multiple (I : list nat) (w : nat -> Q) : exists (D : positive) (zs : list Z),
  Forall2 (fun z i => (inject_Z z == w i * inject_Z (Zpos D))%Q) zs I.
Proof.
  induction I as [|i I [D [zs F]]]; [exists 1%positive, []; constructor|].
  exists (Qden (w i) * D)%positive, ((Qnum (w i) * Zpos D) :: map (fun z => z * QDen (w i)) zs). constructor.
  - unfold Qeq, inject_Z, Qmult. cbn [Qnum Qden]. rewrite !Pos.mul_1_r, Pos2Z.inj_mul. ring.
  - clear - F. induction F as [|z j zs I E _ IH]; constructor; [|exact IH]. rewrite inject_Z_mult, E, Pos2Z.inj_mul,
    inject_Z_mult.
    rewrite <- Qmult_assoc. apply Qmult_comp; [reflexivity|apply Qmult_comm].
Qed.

Fixpoint zip_sum (ts zs : list Z) : Z := match ts, zs with t :: ts, z :: zs => t * z + zip_sum ts zs | _, _ => 0 end.
Lemma entry_sum_zip c T : forall ts zs, List.length zs = List.length T -> List.length ts = List.length T ->
  (forall i, (i < List.length T)%nat -> nth c (nth i T []) 0 = nth i ts 0) -> entry_sum c (combine T zs) = zip_sum ts
    zs.
Proof.
  induction T as [|row T IH]; intros [|t ts] [|z zs] L1 L2 E; try discriminate; [reflexivity|]. unfold entry_sum in *.
    simpl.
  rewrite (IH ts zs); [|simpl in *; congruence|simpl in *; congruence|intros i Hi; apply (E (S i)); simpl; lia].
  pose proof (E 0%nat ltac:(simpl; lia)) as E0. simpl in E0. rewrite E0. ring.
Qed.
Lemma zip_sum_is (I : list nat) (a w : nat -> Qf) (k D : Qf) ts zs : Forall2 (fun t i => (a i == inject_Z t * k)%Q) ts
  I ->
  Forall2 (fun z i => (inject_Z z == w i * D)%Q) zs I ->
  ((inject_Z (zip_sum ts zs) : Qf) * k == LinearSystems.over I (fun i => a i * w i) * D)%F.
Proof.
  intros F. revert zs. induction F as [|t i ts I E _ IH]; intros zs G; inversion G as [|z ? zs' ? E2 G']; subst; simpl.
  - change (0 * k == 0 * D)%F. ring.
  - specialize (IH zs' G'). rewrite inject_Z_plus, inject_Z_mult.
    change (((inject_Z t : Qf) * (inject_Z z : Qf) + (inject_Z (zip_sum ts zs') : Qf)) * k ==
      (a i * w i + LinearSystems.over I (fun i => a i * w i)) * D)%F.
    assert (Ea : (a i == (inject_Z t : Qf) * k)%F) by exact E. assert (Ez : ((inject_Z z : Qf) == w i * D)%F) by exact
      E2.
    rewrite Ea, Ez.
    transitivity ((inject_Z t : Qf) * (w i * D) * k + (inject_Z (zip_sum ts zs') : Qf) * k)%F; [ring|]. rewrite IH.
      ring.
Qed.

Section Independent.
Context {K : ordered_field}.
Open Scope field_scope.
Local Notation "0" := (@fzero K) : field_scope.
Add Field K_f : (K_field K) (morphism (of_Q_morph K), constants [f_cst], setoid (K_setoid K) (K_ext K)).

(** The transposed system over the rational numbers has a solution for every right side, or a kernel; then the columns
    are independent over K, or there is a kernel. *)
Lemma solvable_independent I J (A : nat -> nat -> Qf) : NoDup J ->
  (forall d, exists z, forall l, In l J -> LinearSystems.over I (fun i => A i l * z i)%F == d l) ->
  forall e : nat -> K, (forall i, In i I -> LinearSystems.over J (fun l => of_Q (A i l) * e l) == 0) ->
  forall j, In j J -> e j == 0.
Proof.
  intros D Sol e Ker j Hj. destruct (Sol (unit_entry j)) as [z Hz].
  rewrite <- (over_pick J e j D Hj).
  rewrite (over_same J _ (fun l => LinearSystems.over I (fun i => of_Q (A i l) * of_Q (z i)) * e l)).
  - transitivity (LinearSystems.over I (fun i => of_Q (z i) * LinearSystems.over J (fun l => of_Q (A i l) * e l))).
    + rewrite (over_same J _ (fun l => LinearSystems.over I (fun i => of_Q (z i) * (of_Q (A i l) * e l)))).
      * rewrite over_swap. apply over_same. intros i _. apply over_scale.
      * intros l _. rewrite <- over_scale_right. apply over_same. intros. ring.
    + apply over_zero. intros i Hi. rewrite (Ker i Hi). ring.
  - intros l Hl. apply fmul_proper; [|reflexivity]. symmetry.
    apply (is_eq (K := K) (LinearSystems.over I (fun i => (A i l * z i)%F)) (unit_entry j l));
      [|apply is_unit|exact (Hz l Hl)].
    apply is_over. intros i. apply is_mul; apply is_of.
Qed.

Theorem minor_injective N rows cols I J (A : nat -> nat -> Qf) : check_minor N rows cols = true -> rows = I ->
  NoDup I -> NoDup J ->
  Forall2 (fun col l => forall i, In i I -> (nth i col 0%Q == A i l)%Q) cols J ->
  forall e : nat -> K, (forall i, In i I -> LinearSystems.over J (fun l => of_Q (A i l) * e l) == 0) ->
  forall j, In j J -> e j == 0.
Proof.
  intros H -> DI DJ C. unfold check_minor in H. rewrite !andb_true_iff, !size_length in H. destruct H as [[P L] H].
  apply Z.ltb_lt in P. apply Z.eqb_eq in L. apply Nat2Z.inj in L.
  destruct (every _ cols) as [table|] eqn:T; [|discriminate]. apply every_spec in T.
  assert (LJ : List.length cols = List.length J) by apply (same_length _ _ _ C).
  assert (Tj : Forall2 (fun ts l => exists c : Q, ~ (c == 0)%Q /\ Forall2 (fun t i => (A i l == inject_Z t * c)%Q) ts
    I) table J).
  { clear - T C. revert table T. induction C as [|col l cols J E _ IH]; intros table T;
    inversion T as [|? ts ? tss Ts Tss]; subst; constructor;
      [|apply IH, Tss].
    destruct (minor_column_is _ _ Ts) as [c [Nc F]]. exists c. split; [exact Nc|]. clear - F E.
    revert ts F E. induction I as [|i I' IH]; intros ts F E; inversion F; subst; constructor.
    - rewrite <- E by (left; reflexivity). assumption.
    - apply IH; [assumption|]. intros k Hk. apply E. right. exact Hk. }
  apply solvable_independent; [exact DJ|].
  destruct (linear_system I J (fun l i => A i l) DI) as [(w & (i0 & Hi0 & N0) & Ker)|Sol]; [congruence| |exact Sol].
  exfalso. apply N0. destruct (common_multiple I w) as [D [zs Fz]].
  assert (Rt : Forall (fun row => List.length row = List.length I) table).
  { clear - Tj. induction Tj as [|ts l table J [c [_ F]] _ IH]; constructor; [apply (same_length _ _ _ F)|exact IH]. }
  assert (Zero : Forall (fun z => z = 0%Z) zs).
  { apply (descent N cols (transposed_integers I table) P H) with (n := Z.to_nat (total_size zs)).
    - apply Forall_forall. intros x Hx. destruct (In_nth _ _ [] Hx) as [i [Hi <-]].
      rewrite transposed_integers_length in Hi by exact Rt.
      rewrite transposed_integers_entry by assumption. rewrite map_length, LJ. apply (same_length _ _ _ Tj).
    - rewrite Z2Nat.id by apply total_size_nonneg. apply Z.le_refl.
    - rewrite transposed_integers_length by exact Rt. apply (same_length _ _ _ Fz).
    - intros c Hc. rewrite LJ in Hc. pose proof (same_length _ _ _ Tj) as Lt.
      assert (Tc : exists k : Q, ~ (k == 0)%Q /\ Forall2 (fun t i => (A i (nth c J 0%nat) == inject_Z t * k)%Q) (nth c
        table []) I).
      { clear - Tj Hc. revert c Hc. induction Tj as [|ts l table J F _ IH]; intros [|c] Hc; simpl in *; try lia;
        [exact F|apply IH; lia]. }
      destruct Tc as (k & Nk & F). rewrite (entry_sum_zip c _ (nth c table []) zs).
      + pose proof (zip_sum_is I (fun i => A i (nth c J 0%nat)) w k (inject_Z (Zpos D)) _ _ F Fz) as S.
        assert (Kc : LinearSystems.over I (fun i => A i (nth c J 0%nat) * w i)%F == (@fzero Q_field)) by (apply Ker,
          nth_In, Hc).
        rewrite Kc in S.
        assert (S0 : (inject_Z (zip_sum (nth c table []) zs) * k == 0)%Q).
        { etransitivity; [exact S|]. apply Qmult_0_l. }
        apply Qmult_integral in S0. destruct S0 as [S0|S0]; [|contradiction]. unfold Qeq in S0. simpl in S0. lia.
      + rewrite transposed_integers_length by exact Rt. apply (same_length _ _ _ Fz).
      + rewrite transposed_integers_length by exact Rt. apply (same_length _ _ _ F).
      + intros i Hi. rewrite transposed_integers_length in Hi by exact Rt. rewrite transposed_integers_entry by
        assumption.
        rewrite (nth_indep _ 0%Z (nth i [] 0%Z)) by (rewrite map_length, Lt; exact Hc).
        apply (map_nth (fun row => nth i row 0%Z)). }
  destruct (all_at _ _ _ Fz i0 Hi0) as [z [Hz Ez]]. rewrite Forall_forall in Zero. rewrite (Zero z Hz) in Ez.
  change (w i0 == 0)%Q. symmetry in Ez. apply Qmult_integral in Ez. destruct Ez as [Ez|Ez]; [exact Ez|discriminate].
Qed.
End Independent.
