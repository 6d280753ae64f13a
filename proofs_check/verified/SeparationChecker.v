(** * Certificates of C1 and D: two close inputs whose minimisers lie far apart

    [separation_holds c] is what a certificate c claims: two inputs whose evaluations differ by at most 2^-level have
      one
    minimiser each, at the stated distance, and no point is within the stated accuracy of both, though the accuracy is
    coarser than the level.  [check_separation_sound]: what the checker accepts holds. *)

From Coq Require Import ZArith QArith Qabs List Lia Setoid Bool String.
From Barriers Require Import Json Sha256 Numerals NetworkChecker Intervals WitnessCertificates WitnessChecker.
From Barriers Require Import Duality MinimiserCertificates MinimiserChecker OrderedFields Archimedean Networks.
Import ListNotations.
Open Scope Q_scope.

Inductive norm := One | Two | Inf.
Record separation := {
  (** the claim *)
  problem_of : problem;
  lam_of : Q;
  eta_given : Q;
  level : Z;
  norm_of : norm;
  accuracy : Q;
  apart : Q;
  ratio : Q;
  inputs_name : string;
  (** the witness *)
  inputs_json : json;
  one : solved;
  two : solved
}.

Definition as_norm (s : string) : option norm :=
  if String.eqb s "1" then Some One else if String.eqb s "2" then Some Two
  else if String.eqb s "inf" then Some Inf else None.
Definition as_input (v : json) : option solved :=
  if has_keys ["left_inverse"; "matrix"; "u"; "x"; "y"]%string v then let* x := field "x" v in as_solved v x else None.
Definition as_separation (certificate : json) : option separation :=
  let* claim := field "claim" certificate in
  let* body := field "witness" certificate in
  let* s := text_at "problem" claim in let* posed := as_problem s in
  let* lambda := number_at "lambda" claim in
  let* eta := number_at "eta" claim in
  let* level := int_at "level" claim in
  let* s := text_at "norm" claim in let* n := as_norm s in
  let* accuracy := number_at "accuracy" claim in
  let* distance := number_at "distance" claim in
  let* ratio := number_at "ratio" claim in
  let* name := text_at "data_sha256" claim in
  let* l := as_list body in let* l := every as_input l in
  match l with
  | [one; two] => Some {| problem_of := posed; lam_of := lambda; eta_given := eta; level := level; norm_of := n;
      accuracy := accuracy; apart := distance; ratio := ratio; inputs_name := name; inputs_json := body;
      one := one; two := two |}
  | _ => None
  end.

(** ** What it says *)

(** The evaluations of an input: A row by row, then y; how far two differ; the largest difference. *)
Definition evaluations (s : solved) : list Q := List.concat (matrix s ++ [right_side s]).
Fixpoint gaps (v w : list Q) : list Q :=
  match v, w with a :: v, b :: w => Qabs (a - b) :: gaps v w | _, _ => [] end.
Definition gap (s t : solved) : Q := fold_left larger (gaps (evaluations s) (evaluations t)) 0.
Definition unit_of (level : Z) : Q := 1 # Z.to_pos (2 ^ level).

Section Meaning.
Context {K : ordered_field}.
Open Scope field_scope.
Local Notation "0" := (@fzero K) : field_scope.

(** The length of a vector; its square if the norm is 2. *)
Definition far (n : norm) (v : vector K) : K :=
  match n with
  | One => l1 v
  | Two => dot v v
  | Inf => fold_right (fun a m => fmax (fabs a) m) 0 v
  end.
Definition far_apart (n : norm) (v w : vector K) : K := far n (difference v w).
(** What is at most alpha; its square if the norm is 2. *)
Definition power (n : norm) (alpha : K) : K := match n with Two => alpha * alpha | _ => alpha end.

Definition separation_holds (c : separation) : Prop :=
  let x := in_field (solution (one c)) in
  let x' := in_field (solution (two c)) in
  let g := gap (one c) (two c) in
  inputs_name c = sha256 (text (inputs_json c) ++ newline) /\
  parameters (problem_of c) (lam_of c) (eta_given c) /\ shape_of (one c) /\ shape_of (two c) /\
  map (@List.length Q) (matrix (one c)) = map (@List.length Q) (matrix (two c)) /\
  minimises_of (K := K) (problem_of c) (lam_of c) (eta_given c) (one c) /\
  only_of (K := K) (problem_of c) (lam_of c) (eta_given c) (one c) /\
  minimises_of (K := K) (problem_of c) (lam_of c) (eta_given c) (two c) /\
  only_of (K := K) (problem_of c) (lam_of c) (eta_given c) (two c) /\
  (0 <= level c)%Z /\ (g <= unit_of (level c))%Q /\ (unit_of (level c) < accuracy c)%Q /\
  (0 < apart c)%Q /\ of_Q (apart c) == far_apart (norm_of c) x x' /\
  (ratio c * (match norm_of c with Two => g * g | _ => g end) == apart c)%Q /\
  (forall z, List.length z = List.length x -> far_apart (norm_of c) z x <= power (norm_of c) (of_Q (accuracy c)) ->
    power (norm_of c) (of_Q (accuracy c)) < far_apart (norm_of c) z x').
End Meaning.

(** ** The checker *)

Fixpoint differences (v w : list Q) : list Q :=
  match v, w with a :: v, b :: w => (a - b) :: differences v w | _, _ => [] end.
Definition measure (n : norm) (d : list Q) : option Q :=
  match n with
  | One => WitnessCertificates.total (map Qabs d)
  | Two => WitnessCertificates.total (map (fun q => q * q) d)
  | Inf => Some (fold_right (fun a m => larger (Qabs a) m) 0 d)
  end.
Definition check_only (c : separation) (s : solved) : bool :=
  check_lengths s &&
  match left_inverse s, in_one s with
  | Some _, Some z => check_optimal (problem_of c) (lam_of c) (eta_given c) z
  | _, _ => false
  end.
Definition check_separation (c : separation) : bool :=
  let g := gap (one c) (two c) in
  let a := accuracy c in
  String.eqb (inputs_name c) (sha256 (content (inputs_json c))) &&
  check_parameters (problem_of c) (lam_of c) (eta_given c) && check_only c (one c) && check_only c (two c) &&
  all2 Z.eqb (map size (matrix (one c))) (map size (matrix (two c))) &&
  (0 <=? level c)%Z && Qle_bool g (unit_of (level c)) && qlt (unit_of (level c)) a && qlt 0 (apart c) &&
  match measure (norm_of c) (differences (solution (one c)) (solution (two c))) with
  | Some d => Qeq_bool (apart c) d
  | None => false
  end &&
  match norm_of c with
  | Two => Qeq_bool (ratio c * (g * g)) (apart c) && qlt ((2 # 1) * a * ((2 # 1) * a)) (apart c)
  | _ => Qeq_bool (ratio c * g) (apart c) && qlt ((2 # 1) * a) (apart c)
  end.

(** ** Soundness *)

Section Sound.
Context {K : ordered_field}.
Open Scope field_scope.
Local Notation "0" := (@fzero K) : field_scope.
Local Notation "1" := (@fone K) : field_scope.
Local Notation vector := (vector K).
Add Field K_f : (K_field K) (morphism (of_Q_morph K), constants [f_cst], setoid (K_setoid K) (K_ext K)).

Lemma abs_of_Q q : (of_Q (Qabs q) : K) == fabs (of_Q q).
Proof. destruct q as [n d]. symmetry. apply abs_emb. Qed.
Lemma larger_of_Q p q : (of_Q (larger p q) : K) == fmax (of_Q p) (of_Q q).
Proof.
  unfold larger. pose proof (max_spec (of_Q p : K) (of_Q q)) as M. destruct (Qle_bool p q) eqn:E.
  - apply (qle_field (K := K)) in E. fra.
  - apply not_true_iff_false in E. rewrite (qle_field (K := K)) in E. fra.
Qed.

Lemma measure_far n v w d : measure n (differences v w) = Some d ->
  of_Q d == far_apart n (in_field v) (in_field w : vector).
Proof.
  unfold far_apart, measure, far. intros H. destruct n.
  - apply (total_sum (K := K)) in H. rewrite H. clear H. revert w.
    induction v as [|a v IH]; intros [|b w]; cbn -[Qabs Qminus Qmult of_Q larger]; try reflexivity.
    unfold sum_of, l1 in *. rewrite (IH w), abs_of_Q, q_sub. reflexivity.
  - apply (total_sum (K := K)) in H. rewrite H. clear H. revert w.
    induction v as [|a v IH]; intros [|b w]; cbn -[Qabs Qminus Qmult of_Q larger]; try reflexivity.
    unfold sum_of in *. rewrite (IH w), q_mul, q_sub. reflexivity.
  - injection H as <-. revert w. induction v as [|a v IH]; intros [|b w]; cbn -[Qabs Qminus Qmult of_Q larger];
    try reflexivity.
    rewrite larger_of_Q, (IH w), abs_of_Q, q_sub. reflexivity.
Qed.

(** The triangle inequality, and what it is for squares. *)
Lemma triangle_one (z : vector) : forall x y, List.length z = List.length x -> List.length x = List.length y ->
  l1 (difference x y) <= l1 (difference z x) + l1 (difference z y).
Proof.
  unfold l1. induction z as [|c z IH]; intros [|a x] [|b y] L M; try discriminate; simpl; [fra|].
  specialize (IH x y ltac:(simpl in L; lia) ltac:(simpl in M; lia)).
  pose proof (abs_spec (a - b)). pose proof (abs_spec (c - a)). pose proof (abs_spec (c - b)). fra.
Qed.
Lemma triangle_two (z : vector) : forall x y, List.length z = List.length x -> List.length x = List.length y ->
  dot (difference x y) (difference x y) <=
  $2 * dot (difference z x) (difference z x) + $2 * dot (difference z y) (difference z y).
Proof.
  induction z as [|c z IH]; intros [|a x] [|b y] L M; try discriminate; simpl; [fra|].
  specialize (IH x y ltac:(simpl in L; lia) ltac:(simpl in M; lia)).
  pose proof (nonneg_square (c - a + (c - b))). fra.
Qed.
Lemma triangle_inf (z : vector) : forall x y, List.length z = List.length x -> List.length x = List.length y ->
  far Inf (difference x y) <= far Inf (difference z x) + far Inf (difference z y).
Proof.
  unfold far. induction z as [|c z IH]; intros [|a x] [|b y] L M; try discriminate; simpl; [fra|].
  specialize (IH x y ltac:(simpl in L; lia) ltac:(simpl in M; lia)).
  set (p := fold_right _ _ (difference x y)) in *. set (q := fold_right _ _ (difference z x)) in *.
  set (r := fold_right _ _ (difference z y)) in *. clearbody p q r.
  pose proof (abs_spec (a - b)). pose proof (abs_spec (c - a)). pose proof (abs_spec (c - b)).
  pose proof (max_spec (fabs (a - b)) p). pose proof (max_spec (fabs (c - a)) q).
  pose proof (max_spec (fabs (c - b)) r).
  apply max_lub; fra.
Qed.

Lemma only_sound c s : check_parameters (problem_of c) (lam_of c) (eta_given c) = true -> check_only c s = true ->
  shape_of s /\ minimises_of (K := K) (problem_of c) (lam_of c) (eta_given c) s /\
  only_of (K := K) (problem_of c) (lam_of c) (eta_given c) s.
Proof.
  intros P H. unfold check_only in H. apply andb_true_iff in H. destruct H as [L H].
  destruct (left_inverse s) as [b|] eqn:B; [|discriminate]. destruct (in_one s) as [z|] eqn:Z; [|discriminate].
  split; [apply shape_holds, L|]. split; [exact (optimal_minimises _ _ _ _ _ Z P L H)|].
  destruct (inverse_read _ _ _ Z B) as [b' E]. exact (optimal_only _ _ _ _ _ Z P L H b' E).
Qed.

Theorem separation_sound c : check_separation c = true -> separation_holds (K := K) c.
Proof.
  unfold check_separation. rewrite !andb_true_iff.
  intros [[[[[[[[[[H1 H2] H3] H4] H5] H6] H7] H8] H9] H10] H11].
  destruct (only_sound c _ H2 H3) as (S1 & M1 & O1). destruct (only_sound c _ H2 H4) as (S2 & M2 & O2).
  destruct (measure _ _) as [d|] eqn:Ms; [|discriminate]. apply measure_far in Ms.
  apply Settings.all2_eqb in H5.
  assert (Len : map (@List.length Q) (matrix (one c)) = map (@List.length Q) (matrix (two c))).
  { clear - H5. revert H5. generalize (matrix (two c)) as m. induction (matrix (one c)) as [|r l IH]; intros [|r' m] H;
      try discriminate; [reflexivity|]. simpl in *. injection H as E H. rewrite !size_length in E.
      f_equal; [lia|apply IH, H]. }
  assert (Lx : List.length (solution (one c)) = List.length (solution (two c))).
  { destruct S1 as (_ & _ & F1 & _), S2 as (R2 & _ & F2 & _).
  destruct (matrix (one c)) as [|r l], (matrix (two c)) as [|r' l'];
      try discriminate; [simpl in R2; lia|]. simpl in Len. inversion_clear F1. inversion_clear F2. congruence. }
  assert (Ap : (of_Q (apart c) : K) == far_apart (norm_of c) (in_field (solution (one c))) (in_field (solution (two
    c)))).
  { rewrite <- Ms. apply qeq_field, H10. }
  apply String.eqb_eq in H1. rewrite content_text in H1. unfold separation_holds.
  split; [exact H1|]. split; [apply parameters_hold, H2|]. repeat (split; [assumption|]).
  split; [apply Z.leb_le, H6|]. split; [apply Qle_bool_iff, H7|]. split; [apply qlt_iff, H8|].
  split; [apply qlt_iff, H9|].
  split; [exact Ap|]. split.
  { destruct (norm_of c); apply andb_true_iff in H11; apply Qeq_bool_iff, H11. }
  intros z Lz Hz. unfold in_field in Lz. rewrite map_length in Lz. unfold far_apart in *.
  assert (L1 : List.length z = List.length (in_field (solution (one c)) : vector)) by (unfold in_field;
    rewrite map_length; exact Lz).
  assert (L2 : List.length (in_field (solution (one c)) : vector) = List.length (in_field (solution (two c)) : vector))
    by (unfold in_field; rewrite !map_length; exact Lx).
  destruct (norm_of c); apply andb_true_iff in H11; destruct H11 as [_ Q]; apply (qlt_field (K := K)) in Q;
    rewrite ?q_mul, Ap in Q; unfold power in *.
  - pose proof (triangle_one z _ _ L1 L2) as T. unfold far in *. fra.
  - pose proof (triangle_two z _ _ L1 L2) as T. unfold far in *. fra.
  - pose proof (triangle_inf z _ _ L1 L2) as T. fra.
Qed.
End Sound.

Theorem check_separation_sound : forall (K : ordered_field) c, check_separation c = true -> separation_holds (K := K) c.
Proof. intros K c. apply separation_sound. Qed.
