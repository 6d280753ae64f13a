(** * Certificates of T1: what they claim, and how they are checked

    For all data within the stated radii, a LASSO or an elastic net with row weights has one minimiser: its support and
    the signs of its penalised entries are those stated. *)

From Coq Require Import ZArith QArith Qabs List Lia Setoid Bool String PeanoNat.
From Barriers Require Import OrderedFields LinearSystems Regressions TrustRegression TrustRational.
From Barriers Require Import Json Sha256 Numerals NetworkChecker Intervals Blocks ListSums RegressionSides.
Import ListNotations.
Open Scope Q_scope.

(** The columns of A, y, and the weights of the rows, or null: all are 1. *)
Record regression := { columns : list block; right : block; row_weights : option block }.
(** Thresholds and ridge, and how far the entries of each column, those of y, and each threshold may be off. *)
Record given := { thresholds : list Q; ridge : list Q; column_radii : list Q; y_radius : Q; threshold_radii : list Q }.
Record stated := { support : list Z; signs : list Z; point : block; width : block; inverse : block;
  combinations : block }.
Record regression_trust := {
  (** the claim *)
  rows_stated : Z;
  columns_stated : Z;
  data_name : string;
  margins : given;
  (** the witness, and of the claim the support and signs *)
  data_json : json;
  data : regression;
  answer : stated
}.

(** ** Reading *)

Open Scope string_scope.
Definition as_regression (v : json) : option regression :=
  if has_keys ["columns"; "row_weights"; "y"] v then
    let* l := list_at "columns" v in let* columns := every as_block l in
    let* right := block_at "y" v in
    let* w := field "row_weights" v in
    let* row_weights := (match w with Null => Some None | _ => let* b := as_block w in Some (Some b) end) in
    Some {| columns := columns; right := right; row_weights := row_weights |}
  else None.
Definition as_given (claim : json) : option given :=
  let* within := field "within" claim in
  if has_keys ["columns"; "thresholds"; "y"] within then
    let* thresholds := numbers_at "thresholds" claim in
    let* ridge := numbers_at "ridge" claim in
    let* column_radii := numbers_at "columns" within in
    let* threshold_radii := numbers_at "thresholds" within in
    let* y_radius := number_at "y" within in
    Some {| thresholds := thresholds; ridge := ridge; column_radii := column_radii; y_radius := y_radius;
            threshold_radii := threshold_radii |}
  else None.
Definition as_stated (support signs : list Z) (body : json) : option stated :=
  let* point := block_at "x" body in
  let* width := block_at "width" body in
  let* inverse := block_at "inverse" body in
  let* combinations := block_at "combinations" body in
  Some {| support := support; signs := signs; point := point; width := width; inverse := inverse;
          combinations := combinations |}.
Definition as_regression_trust (certificate : json) : option regression_trust :=
  let* claim := field "claim" certificate in
  let* body := field "witness" certificate in
  let* rows := int_at "rows" claim in
  let* columns := int_at "columns" claim in
  let* name := text_at "data_sha256" claim in
  let* margins := as_given claim in
  let* support := ints_at "support" claim in
  let* signs := ints_at "signs" claim in
  let* v := field "data" body in let* data := as_regression v in
  let* answer := as_stated support signs body in
  Some {| rows_stated := rows; columns_stated := columns; data_name := name; margins := margins; data_json := v;
          data := data; answer := answer |}.
Close Scope string_scope.

(** ** What it says *)

Definition matrix_entries (d : regression) : list (list Q) := map entries (columns d).
Definition weight_entries (d : regression) : list Q :=
  match row_weights d with Some b => entries b | None => map (fun _ => 1) (fst (right d)) end.
Definition row_count (d : regression) : nat := List.length (fst (right d)).
Definition column_count (d : regression) : nat := List.length (columns d).

(** The sign stated for a column, if it is in the support. *)
Fixpoint sign_at (support signs : list Z) (j : nat) : option Z :=
  match support, signs with
  | i :: support, s :: signs => if (i =? Z.of_nat j)%Z then Some s else sign_at support signs j
  | _, _ => None
  end.

Definition named (name : string) (v : json) : Prop := name = sha256 (text v ++ newline).
Definition data_fit (d : regression) : Prop :=
  (1 <= row_count d)%nat /\ (1 <= column_count d)%nat /\
  Forall (fun col => List.length (fst col) = row_count d) (columns d) /\
  List.length (weight_entries d) = row_count d /\ Forall (fun w => 0 <= w) (weight_entries d).
Definition given_fit (n : nat) (g : given) : Prop :=
  Forall (fun l => List.length l = n /\ Forall (fun q => 0 <= q) l)
    [thresholds g; ridge g; column_radii g; threshold_radii g] /\
  0 <= y_radius g /\ Forall2 Qle (threshold_radii g) (thresholds g).
(** The support are different columns, with a sign, 1 or -1, for those that have a threshold, and 0 for others. *)
Definition answer_fits (n : nat) (g : given) (s : stated) : Prop :=
  List.length (signs s) = List.length (support s) /\ NoDup (support s) /\
  Forall2 (fun j sign => (0 <= j < Z.of_nat n)%Z /\
    if Qeq_bool (nth (Z.to_nat j) (thresholds g) 0) 0 then sign = 0%Z else sign = 1%Z \/ sign = (-1)%Z)
    (support s) (signs s).

Section Meaning.
Context {K : ordered_field}.
Open Scope field_scope.
Local Notation "0" := (@fzero K) : field_scope.

Definition vector_in (l : list Q) (i : nat) : K := of_Q (nth i l 0%Q).
Definition matrix_in (cols : list (list Q)) (a j : nat) : K := of_Q (nth a (nth j cols []) 0%Q).

(** Data within the radii. *)
Definition within_radii (d : regression) (g : given) (A : nat -> nat -> K) (y l : nat -> K) : Prop :=
  in_box (row_count d) (column_count d) (matrix_in (matrix_entries d)) (vector_in (entries (right d)))
    (vector_in (thresholds g)) (vector_in (column_radii g)) (of_Q (y_radius g)) (vector_in (threshold_radii g)) A y l.
(** z is a minimiser, and the only one. *)
Definition one_minimiser_is (d : regression) (g : given) (A : nat -> nat -> K) (y l z : nat -> K) : Prop :=
  let minimiser := minimises (row_count d) (column_count d) (vector_in (weight_entries d)) (vector_in
    (ridge g)) A y l in
  minimiser z /\ forall z', minimiser z' -> forall j, (j < column_count d)%nat -> z' j == z j.
Definition has_signs (n : nat) (support signs : list Z) (z : nat -> K) : Prop := forall j, (j < n)%nat ->
  match sign_at support signs j with
  | None => z j == 0
  | Some 1%Z => 0 < z j
  | Some (-1)%Z => z j < 0
  | Some _ => True
  end.

Definition regression_trust_holds (c : regression_trust) : Prop :=
  let d := data c in
  named (data_name c) (data_json c) /\ rows_stated c = Z.of_nat (row_count d) /\
  columns_stated c = Z.of_nat (column_count d) /\ data_fit d /\ given_fit (column_count d) (margins c) /\
  answer_fits (column_count d) (margins c) (answer c) /\
  forall A y l, within_radii d (margins c) A y l -> exists z,
    one_minimiser_is d (margins c) A y l z /\
    has_signs (column_count d) (support (answer c)) (signs (answer c)) z.
End Meaning.

(** ** The checker *)

Definition check_data (name : string) (v : json) (rows cols : Z) (d : regression) : bool :=
  String.eqb name (sha256 (content v)) &&
  (rows =? size (fst (right d)))%Z && (cols =? size (columns d))%Z && (1 <=? rows)%Z && (1 <=? cols)%Z &&
  forallb (fun col => size (fst col) =? rows)%Z (columns d) && (size (weight_entries d) =? rows)%Z &&
  forallb (fun w => Qle_bool 0 w) (weight_entries d).
Definition none_negative (n : Z) (l : list Q) : bool := (size l =? n)%Z && forallb (fun q => Qle_bool 0 q) l.
Definition check_given (n : Z) (g : given) : bool :=
  none_negative n (thresholds g) && none_negative n (ridge g) && none_negative n (column_radii g) &&
  none_negative n (threshold_radii g) && Qle_bool 0 (y_radius g) && all2 Qle_bool (threshold_radii g) (thresholds g).

(** The numbers of a regression with radii, each vector over one denominator. *)
Record instance := {
  cols : list (list Q);
  ys : list Q;
  weights_are : list Q;
  ts : list Q;
  mus : list Q;
  eps_are : list Q;
  eps_y : Q;
  gs : list Q
}.
Definition sign_fits (s : Z) (t : Q) : bool :=
  if Qeq_bool t 0 then (s =? 0)%Z else ((s =? 1) || (s =? -1))%Z.
(** T1.3: the sign is that of the entry, whatever is within the width. *)
Definition sign_holds (s : Z) (p : Q * Q) : bool := (s =? 0)%Z || qlt (snd p) (inject_Z s * fst p).

Definition check_stated (it : instance) (s : stated) : bool :=
  let fs := flags (support s) 0 (cols it) in
  let numbers := keep true fs (numbered 0 (cols it)) in
  all2 Z.eqb (support s) numbers && (size (signs s) =? size (support s))%Z &&
  match together [point s; width s], cut_rows (support s) (support s) (entries (inverse s)),
    cut_rows (keep false fs (numbered 0 (cols it))) (support s) (entries (combinations s)) with
  | Some [x; w], Some rows, Some offs =>
      let c := {| row_weight := weights_are it; aim := ys it; chosen := keep true fs (cols it); numbers := numbers;
        pull := map2 (fun s t => qmul (inject_Z s) t) (signs s) (keep true fs (ts it)); ridges := keep true fs (mus it);
        near := x; wide := w; radii := keep true fs (eps_are it); play := keep true fs (gs it);
        aim_radius := eps_y it |} in
      let sh := share c in
      (size x =? size (support s))%Z && (size w =? size (support s))%Z && forallb (fun q => qlt 0 q) w &&
      forallb (fun b => b) (map2 sign_fits (signs s) (keep true fs (ts it))) &&
      forallb (fun b => b) (map2 (fun row p => qlt (on_side c sh row (fst p)) (snd p)) rows (combine numbers w)) &&
      forallb (fun b => b) (map2 sign_holds (signs s) (combine x w)) &&
      forallb (fun b => b) (map2 (fun p r => qlt (qadd (off_side c sh (fst p) (snd p) (fst r)) (fst (snd r))) (snd (snd r)))
        (combine offs (keep false fs (cols it)))
        (combine (keep false fs (eps_are it)) (combine (keep false fs (gs it)) (keep false fs (ts it)))))
  | _, _, _ => false
  end.

Definition instance_of (d : regression) (g : given) : option instance :=
  let* all := together (right d :: columns d) in
  let* ts := in_common (thresholds g) in
  let* mus := in_common (ridge g) in
  let* eps := in_common (column_radii g) in
  let* gs := in_common (threshold_radii g) in
  match all with
  | y :: cols => Some {| cols := cols; ys := y; weights_are := weight_entries d; ts := ts; mus := mus; eps_are := eps;
      eps_y := y_radius g; gs := gs |}
  | [] => None
  end.
Definition check_regression_trust (c : regression_trust) : bool :=
  check_data (data_name c) (data_json c) (rows_stated c) (columns_stated c) (data c) &&
  check_given (columns_stated c) (margins c) &&
  match instance_of (data c) (margins c) with Some it => check_stated it (answer c) | None => false end.
