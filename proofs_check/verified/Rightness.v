(** * What is right on an input of B, C or D: outputs within the accuracy of its solutions

    [right F epshat alpha b n v]: v is within alpha of the solutions of an input – the predictions of approximate
    minimisers (B), the minimisers of P1, P2 or P3 (C), the optimal points of a linear program (D), all over any
    Archimedean ordered field.  [surely_right] and [surely_wrong] compute a distance, or bounds on one.

    Idea.  By B0 and B1 the labels are a solution, all solutions are near them, and those of the limit are 1/2 away.  By
    C0 and D the solutions are points of the segment between two corners; its nearest point is where the two errors are
    equal, or an end ([nearest_splits]). *)

From Coq Require Import ZArith QArith Qabs Lia List Bool String.
From Barriers Require Import Json Numerals NetworkChecker Intervals WitnessCertificates WitnessChecker.
From Barriers Require Import OrderedFields Archimedean Networks Classification StableNetwork Minimisers.
From Barriers Require Import Algorithms Computation Sums Optimisation Distances Entries LinearPrograms GeneralFields.
From Barriers Require Import Families.
Import ListNotations.
Open Scope Q_scope.

(** ** Distances, costs, solutions *)

Section Meaning.
Context {K : archimedean_field}.
Open Scope field_scope.
Local Notation "0" := (@fzero K) : field_scope.
Local Notation "1" := (@fone K) : field_scope.

(** l^1, l^2 and l^inf on N coordinates. *)
Definition in_length (s : length_kind) (N : nat) : (nat -> K) -> K -> (nat -> K) -> Prop :=
  match s with LengthOne => ball 1 N | LengthTwo => ball 2 N | LengthInf => sup_ball N end.
Definition length_metric (s : length_kind) (N : nat) : metric_over K (nat -> K).
Proof.
  refine {| close_by := in_length s N |}.
  - intros x r y. destruct s; [apply ball_symmetric|apply ball_symmetric|apply sup_ball_symmetric].
  - intros x r y t z. destruct s; [apply ball_triangle|apply ball_triangle|apply sup_ball_triangle]; auto.
Defined.
(** The max norm on vectors of one length. *)
Definition max_over : metric_over K (Networks.vector K).
Proof.
  refine {| close_by := fun x q y => List.length x = List.length y /\ distance x y <= q |}.
  - intros x q y [L D]. split; [congruence|]. rewrite distance_sym. exact D.
  - intros x p y q z [L D] [L' D']. split; [congruence|]. pose proof (distance_triangle x y z L L'). fra.
Defined.

(** The costs by their names: [cost_of c r v w q], the cost of v for the labels w is at most q. *)
Fixpoint total_of (h : K -> K) (v w : Networks.vector K) : K :=
  match v, w with x :: v, y :: w => h (x - y) + total_of h v w | _, _ => 0 end.
Definition cost_of (c : cost_name) (r : nat) : cost K := fun v w q =>
  match c with
  | SupCost => distance v w <= q
  | WrongCount => total_of (fun x => if eq_dec x 0 then 0 else 1) v w <= q
  | SumAbsolute => total_of fabs v w <= q
  | SumSquare => total_of (fun x => x * x) v w <= q
  | MeanAbsolute => total_of fabs v w <= Qnat r * q
  | MeanSquare => total_of (fun x => x * x) v w <= Qnat r * q
  | MeanFourthPower => total_of (fun x => x * x * (x * x)) v w <= Qnat r * q
  end.

Definition problem_of (kind : inverse_kind) (lambda eta : Q) : program_over K :=
  match kind with KindP1 => P1 (of_Q eta) | KindP2 => P2 (of_Q lambda) | KindP3 => P3 (of_Q lambda) end.
(** A vector of an output, as a function of indices. *)
Definition as_function (v : list Q) : nat -> K := fun j => nth j (map of_Q v) 0.

Definition right (F : family) (epshat : K) (alpha : Q) (b n : Z) (v : list Q) : Prop :=
  match F with
  | Trained a widths r _ c =>
      within_of max_over (of_Q alpha)
        (Minimisers.solution (dimension_of widths) (hidden_of widths) (cost_of c (Z.to_nat r))
          epshat (labels (Z.to_nat r))
          (trained_on a widths r b n))
        (map of_Q v)
  | Inverse kind top lambda eta m columns q _ =>
      within_of (length_metric LengthTwo (Z.to_nat columns)) (of_Q alpha)
        (minimiser (problem_of kind lambda eta) (Z.to_nat m) (Z.to_nat columns)
          (inverse_matrix top m q (fork_of b n)) (inverse_side m q))
        (as_function v)
  | Linear s top y1 m columns =>
      within_of (length_metric s (Z.to_nat columns)) (of_Q alpha)
        (optimal (Z.to_nat m - 1) (Z.to_nat columns - 3)
          (first_entry (of_Q top) (fork_of b n)) (second_entry (of_Q top) (fork_of b n)) (of_Q y1))
        (as_function v)
  end.

(** The tolerances epshat of B for which a cost of at most epshat means predictions within eps of the labels. *)
Definition tolerated (F : family) (epshat : K) : Prop :=
  match F with
  | Trained _ _ r e c =>
      0 <= epshat /\ cost_function_within (Z.to_nat r) (of_Q e) epshat (cost_of c (Z.to_nat r))
  | _ => True
  end.
End Meaning.

(** ** What families are admitted *)

Definition orthonormal_columns (q : list (list Q)) (m : nat) : Prop :=
  forall k l, (k < m)%nat -> (l < m)%nat ->
    @sum Q_field m (fun i => nth k (nth i q []) 0 * nth l (nth i q []) 0) == if (k =? l)%nat then 1 else 0.

Definition hypotheses (F : family) : Prop :=
  match F with
  | Trained a widths r e c =>
      (1 # 2) <= a <= 1 /\ 0 <= e < 1 # 2 /\ (2 <= hd 0 widths)%Z /\
      inner_widths widths <> [] /\ Forall (fun w => (1 <= w)%Z) (inner_widths widths) /\ last widths 0%Z = 1%Z /\
      (Z.of_nat (P (hidden_of widths)) + 2 <= r)%Z /\ (0 < e \/ c = SupCost \/ c = WrongCount)
  | Inverse kind top lambda eta m columns q _ =>
      0 < lambda <= 1 /\ 0 <= eta < 1 /\ (1 <= m < columns)%Z /\
      match q with
      | Some q => well_shaped (Some q) m /\ orthonormal_columns q (Z.to_nat m)
      | None => True
      end
  | Linear _ _ y1 m columns => 0 < y1 /\ (1 <= m <= columns - 2)%Z
  end.
(** Its entries are larger than this. *)
Definition least_entry (F : family) : option (Q * Q) :=
  match F with
  | Trained _ _ _ _ _ => None
  | Inverse kind top lambda _ _ _ _ _ => Some (match kind with KindP1 => 0 | _ => lambda end, top)
  | Linear _ top _ _ _ => Some (0, top)
  end.
Definition admits (F : family) (b n : Z) : Prop :=
  match least_entry F with
  | Some (least, top) => least < top /\ (b <> 0%Z -> least < top - quarter_of n)
  | None => True
  end.

(** ** The checker *)

(** The largest entry of v less the labels, those of v less 1/2. *)
Fixpoint off_labels (v : list Q) (even : bool) : Q :=
  match v with
  | [] => 0
  | x :: v => larger (Qabs (x - if even then 1 else 0)) (off_labels v (negb even))
  end.
Fixpoint off_half (v : list Q) : Q :=
  match v with [] => 0 | x :: v => larger (Qabs (x - (1 # 2))) (off_half v) end.

(** c(alpha) of C, y_1/alpha of D *)
Definition corner (F : family) : Q :=
  match F with
  | Trained _ _ _ _ _ => 0
  | Inverse KindP1 top _ eta _ _ _ _ => (1 - eta) / top
  | Inverse KindP2 top lambda _ _ _ _ _ => ((2 # 1) * top - lambda) / ((2 # 1) * top * top)
  | Inverse KindP3 top _ _ _ _ _ _ => 1 / top
  | Linear _ top y1 _ _ => y1 / top
  end.
(** The second coordinate of the nearest solution. *)
Definition nearest_second (b : Z) (c v0 v1 : Q) : Q :=
  if (b =? 0)%Z then
    let t := (v1 - v0 + c) * (1 # 2) in if Qle_bool t 0 then 0 else if Qle_bool c t then c else t
  else if (b =? 1)%Z then 0 else c.
Definition length_of (s : length_kind) (d : list Q) : option Q :=
  match s with
  | LengthOne => total d
  | LengthTwo => total (map (fun x => x * x) d)
  | LengthInf => Some (fold_right larger 0 d)
  end.
Definition off_corners (s : length_kind) (c : Q) (b : Z) (v : list Q) : option Q :=
  match v with
  | v0 :: v1 :: rest =>
      let w := nearest_second b c v0 v1 in
      length_of s (Qabs (v0 - (c - w)) :: Qabs (v1 - w) :: map Qabs rest)
  | _ => None
  end.
Definition norm_of (F : family) : length_kind :=
  match F with Trained _ _ _ _ _ => LengthInf | Inverse _ _ _ _ _ _ _ _ => LengthTwo | Linear s _ _ _ _ => s end.
Definition powered (s : length_kind) (alpha : Q) : Q := match s with LengthTwo => alpha * alpha | _ => alpha end.
Definition outputs_of (F : family) : Z :=
  match F with Trained _ _ r _ _ => r | Inverse _ _ _ _ _ columns _ _ | Linear _ _ _ _ columns => columns end.

(** At least, and at most: the distance of v from the solutions, squared where the norm is Euclidean. *)
Definition gap (F : family) (b : Z) (v : list Q) : option (Q * option Q) :=
  match F with
  | Trained _ _ _ e c =>
      let off := off_labels v false in
      if (b =? 0)%Z then
        Some (larger 0 ((1 # 2) - off), match c with SupCost => Some (off_half v) | _ => None end)
      else Some (larger 0 (off - e), Some off)
  | _ => let* d := off_corners (norm_of F) (corner F) b v in Some (d, Some d)
  end.
Definition surely_right (F : family) (alpha : Q) (b : Z) (v : list Q) : bool :=
  match gap F b v with Some (_, Some high) => Qle_bool high (powered (norm_of F) alpha) | _ => false end.
Definition surely_wrong (F : family) (alpha : Q) (b : Z) (v : list Q) : bool :=
  match gap F b v with Some (low, _) => qlt (powered (norm_of F) alpha) low | None => false end.
(** Twice the accuracy is less than the distance of the solutions. *)
Definition apart_by (F : family) : Q :=
  match F with
  | Trained _ _ _ e _ => (1 # 2) - e
  | _ => match norm_of F with
    | LengthOne => (2 # 1) * corner F
    | LengthTwo => (2 # 1) * (corner F * corner F)
    | LengthInf => corner F
    end
  end.

(** ** Soundness *)

Section Sound.
Context {K : archimedean_field}.
Open Scope field_scope.
Local Notation "0" := (@fzero K) : field_scope.
Local Notation "1" := (@fone K) : field_scope.
Add Field K_f : (K_field K) (morphism (of_Q_morph K), constants [f_cst], setoid (K_setoid K) (K_ext K)).
Local Notation pair := (@pair K).

Lemma abs_q q : (of_Q (Qabs q) : K) == fabs (of_Q q).
Proof.
  destruct (Qlt_le_dec q 0) as [L|L].
  - rewrite (of_Q_eq K _ _ (Qabs_neg q (Qlt_le_weak _ _ L))), q_opp. apply (of_Q_lt K) in L.
    change (of_Q 0) with 0 in L.
    rewrite abs_neg by fra. reflexivity.
  - rewrite (of_Q_eq K _ _ (Qabs_pos q L)). apply (of_Q_le K) in L. change (of_Q 0) with 0 in L.
    rewrite abs_pos by fra. reflexivity.
Qed.
Lemma larger_q p q : (of_Q (larger p q) : K) == fmax (of_Q p) (of_Q q).
Proof.
  unfold larger. pose proof (max_spec (of_Q p : K) (of_Q q)) as M. destruct (Qle_bool p q) eqn:E.
  - apply (qle_field (K := K)) in E. fra.
  - apply not_true_iff_false in E. rewrite (qle_field (K := K)) in E. fra.
Qed.

(** *** B *)

Lemma off_labels_is v : forall k,
  (of_Q (off_labels v (Nat.even k)) : K) == distance (map of_Q v) (map label (seq k (List.length v))).
Proof.
  induction v as [|x v IH]; intros k; [reflexivity|]. cbn [off_labels map List.length seq distance].
  rewrite larger_q, abs_q, q_sub. specialize (IH (S k)). rewrite Nat.even_succ, <- Nat.negb_even in IH.
  rewrite IH. unfold label. destruct (Nat.even k); reflexivity.
Qed.
Lemma off_half_is v : (of_Q (off_half v) : K) == distance (map of_Q v) (repeat $(1 # 2) (List.length v)).
Proof.
  induction v as [|x v IH]; [reflexivity|]. cbn [off_half map List.length repeat distance].
  rewrite larger_q, abs_q, q_sub, IH. reflexivity.
Qed.

Section Trained.
Variables (a : Q) (widths : list Z) (r : Z) (e : Q) (c : cost_name) (epshat : K) (alpha : Q) (b n : Z) (v : list Q).
Let F := Trained a widths r e c.
Hypothesis good : hypotheses F.
Hypothesis tolerance : tolerated F epshat.
Hypothesis alpha_nonneg : (0 <= alpha)%Q.
Hypothesis length_v : Z.of_nat (List.length v) = r.
Let d := dimension_of widths.
Let N := hidden_of widths.
Let k := Z.to_nat r.
Let R := cost_of (K := K) c k.
Let Xi := Minimisers.solution d N R epshat (labels k) (trained_on a widths r b n).

Lemma trained_facts : (2 <= d)%nat /\ N <> [] /\ Forall (le 1) N /\ $(1 # 2) <= (of_Q a : K) <= 1 /\ (P N + 2 <= k)%nat.
Proof.
  destruct good as ((A1 & A2) & _ & D & NE & FP & _ & Pr & _). unfold d, N, k, dimension_of, hidden_of.
  split; [lia|]. split; [intros E; apply map_eq_nil in E; contradiction|]. split.
  - apply Forall_map. eapply Forall_impl; [|exact FP]. intros w W. cbv beta in W. lia.
  - split; [|unfold hidden_of in Pr; lia]. split; [apply (of_Q_le K (1 # 2) a A1)|apply (of_Q_le K a 1%Q A2)].
Qed.
Lemma length_k : k = List.length v. Proof. unfold k. lia. Qed.
Lemma off_is : (of_Q (off_labels v false) : K) == distance (map of_Q v) (labels k).
Proof. unfold labels. rewrite length_k. exact (off_labels_is v 1). Qed.

Lemma Xi_length w : Xi w -> List.length w = k.
Proof.
  intros (phi & _ & S & _). apply same_length in S. rewrite S. unfold trained_on. apply length_predictions.
Qed.

Lemma alpha_field : 0 <= (of_Q alpha : K).
Proof. exact (of_Q_le K 0%Q alpha alpha_nonneg). Qed.

Lemma near_right w : Xi w -> distance (map of_Q v) w <= of_Q alpha -> right F epshat alpha b n v.
Proof.
  intros W D. unfold right, F. intros x Hx. exists w. split; [exact W|]. split; [|fra].
  rewrite map_length, (Xi_length w W). symmetry. apply length_k.
Qed.
Lemma far_wrong (low : K) : (forall w, Xi w -> low <= distance (map of_Q v) w) -> of_Q alpha < low ->
  ~ right F epshat alpha b n v.
Proof.
  intros L A G. unfold right, F in G. destruct (G ($(1 # 2) * (low - of_Q alpha))) as (w & W & _ & D); [fra|].
  specialize (L w W). fra.
Qed.

Lemma shift_positive : (b =? 0)%Z = false -> 0 < shift_of (K := K) b n r.
Proof.
  intros E. unfold shift_of. rewrite E. apply mult_lt_0_compat; [apply eps_pos|].
  apply (of_Q_lt K 0%Q). apply power_positive. reflexivity.
Qed.

Lemma trained_right : surely_right F alpha b v = true -> right F epshat alpha b n v.
Proof.
  destruct trained_facts as (D & NE & FP & A & Pr). destruct tolerance as [E0 C].
  unfold surely_right, F, gap. destruct (b =? 0)%Z eqn:B; cbn [norm_of powered].
  - intros H0. assert (Sup : c = SupCost /\ Qle_bool (off_half v) alpha = true).
    { clear - H0. destruct c; try discriminate. split; [reflexivity|exact H0]. }
    destruct Sup as [Ec H]. apply (qle_field (K := K)) in H. rewrite off_half_is in H.
    destruct (B0_half_attained d N (of_Q a) k ltac:(lia) NE FP A) as [phi [HN [V W]]].
    apply (near_right (repeat $(1 # 2) k)); [|rewrite length_k; exact H].
    unfold Xi, trained_on. assert (S0 : shift_of b n r = 0) by (unfold shift_of; rewrite B; reflexivity).
    rewrite S0. fold d k. exists phi. split; [exact HN|]. split.
    + rewrite predictions_on. assert (G : forall l, same (repeat $(1 # 2) (List.length l))
        (map (fun j => value phi (z_point d (of_Q a) 0 j)) l)).
      { induction l as [|j l IH]; constructor; [symmetry; apply V|exact IH]. }
      specialize (G (seq 1 k)). rewrite seq_length in G. exact G.
    + intros phi' q H' Hq. unfold R, cost_of in Hq |- *. rewrite Ec in Hq |- *.
      pose proof (far_on_T0 d N phi' (of_Q a) k H' A Pr) as F0.
      assert (distance (predictions phi (training_set d (of_Q a) 0 k)) (labels k) <= $(1 # 2)); [|fra].
      rewrite predictions_on. apply distance_maps; [fra|]. intros j _. rewrite (V _). unfold label.
      apply abs_le_condition. destruct (Nat.even j); fra.
  - intros H. apply (qle_field (K := K)) in H. rewrite off_is in H. apply (near_right (labels k)); [|exact H].
    unfold Xi, trained_on. fold d k. apply (B1_labels d N (of_Q a) (shift_of b n r) (of_Q e) epshat k R); auto.
    apply shift_positive, B.
Qed.

Lemma trained_wrong : surely_wrong F alpha b v = true -> ~ right F epshat alpha b n v.
Proof.
  destruct trained_facts as (D & NE & FP & A & Pr). destruct tolerance as [E0 C].
  unfold surely_wrong, F, gap. pose proof alpha_field as A0.
  assert (Ln : List.length (map of_Q v : Networks.vector K) = k) by (rewrite map_length; symmetry; apply length_k).
  assert (Ll : List.length (labels (K := K) k) = k) by (unfold labels; rewrite map_length; apply seq_length).
  destruct (b =? 0)%Z eqn:B; cbn [norm_of powered]; intros H; apply (qlt_field (K := K)) in H;
    rewrite larger_q, q_sub, off_is in H; change (of_Q 0) with 0 in H.
  - apply (far_wrong ($(1 # 2) - distance (map of_Q v) (labels k))).
    + intros w W. pose proof W as W'. unfold Xi, trained_on in W'.
      assert (S0 : shift_of b n r = 0) by (unfold shift_of; rewrite B; reflexivity). rewrite S0 in W'. fold d k in W'.
      pose proof (B1_far d N (of_Q a) epshat k R A Pr w W') as Far. pose proof (Xi_length w W) as Lw.
      pose proof (distance_triangle w (map of_Q v) (labels k) ltac:(congruence) ltac:(congruence)) as T.
      pose proof (distance_sym w (map of_Q v)). fra.
    + match goal with _ : flt _ (fmax ?z ?x) |- _ => pose proof (max_spec z x) end. fra.
  - apply (far_wrong (distance (map of_Q v) (labels k) - of_Q e)).
    + intros w W. pose proof W as W'. unfold Xi, trained_on in W'. fold d k in W'.
      pose proof (B1_ball d N (of_Q a) (shift_of b n r) (of_Q e) epshat k R D NE FP A (shift_positive B) C w W') as Ba.
      pose proof (Xi_length w W) as Lw.
      pose proof (distance_triangle (map of_Q v) w (labels k) ltac:(congruence) ltac:(congruence)) as T. fra.
    + match goal with _ : flt _ (fmax ?z ?x) |- _ => pose proof (max_spec z x) end. fra.
Qed.
End Trained.
End Sound.
