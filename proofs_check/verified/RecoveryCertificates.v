(** * Certificates of E0: z is near every sparse vector that the data admit

    [recovery_holds c] is what a certificate c claims, in the words of [Recovery]: every x with at most s entries and
    |Ax - y|_2 <= eta is within the bound of z.  [check_recovery] decides by squares, as the kernel does: no root is
    computed. *)

From Coq Require Import ZArith QArith Qabs List Bool String.
From Barriers Require Import Json Sha256 Numerals NetworkChecker Intervals WitnessCertificates MinimiserCertificates.
From Barriers Require Import SeparationChecker MissChecker OrderedFields.
From Barriers Require Recovery.
Import ListNotations.
Open Scope Q_scope.

Record recovery := {
  (** the claim *)
  recovered : list Q;
  sparsity : Z;
  noise : Q;
  recovery_lambda : Q;
  recovery_bound : Q;
  recovery_name : string;
  (** the witness *)
  recovery_json : json;
  sensing : list (list Q);
  measured : list Q;
  recovery_dual : list Q;
  isometry_stated : Q;
  recovery_scale : Q;
  rho_stated : Q;
  gamma_stated : Q;
  residual_stated : Q;
  sharpness_stated : Q
}.

Definition as_recovery (certificate : json) : option recovery :=
  let* claim := field "claim" certificate in
  let* body := field "witness" certificate in
  let* z := numbers_at "z" claim in
  let* s := int_at "order" claim in
  let* eta := number_at "noise" claim in
  let* lam := number_at "lambda" claim in
  let* b := number_at "bound" claim in
  let* name := text_at "data_sha256" claim in
  let* a := field "matrix" body in let* y := field "y" body in
  let* rows := as_matrix a in let* ys := as_numbers y in
  let* u := numbers_at "u" body in
  let* delta := number_at "isometry" body in
  let* scale := number_at "scale" body in
  let* rho := number_at "rho" body in
  let* gamma := number_at "gamma" body in
  let* r := number_at "residual" body in
  let* width := number_at "sharpness" body in
  Some {| recovered := z; sparsity := s; noise := eta; recovery_lambda := lam; recovery_bound := b;
          recovery_name := name; recovery_json := Object [("matrix", a); ("y", y)]%string; sensing := rows;
          measured := ys; recovery_dual := u; isometry_stated := delta; recovery_scale := scale; rho_stated := rho;
          gamma_stated := gamma; residual_stated := r; sharpness_stated := width |}.

(** ** What it says *)

Section Meaning.
Context {K : ordered_field}.
Open Scope field_scope.
Definition entry (v : list Q) (i : nat) : K := of_Q (nth i v 0%Q).
Definition sensing_in (c : recovery) (i j : nat) : K := entry (nth i (sensing c) []) j.

(** Every x with at most s entries that the data admit is within the bound of z. *)
Definition near_sparse (c : recovery) : Prop :=
  let m := List.length (sensing c) in
  let n := List.length (recovered c) in
  forall (x : nat -> K) S T, Recovery.parts n S T -> (List.length S <= Z.to_nat (sparsity c))%nat ->
    (forall j, In j T -> x j == fzero) ->
    Recovery.rows_at_most m (fun i => Recovery.image n (sensing_in c) x i - entry (measured c) i) (of_Q (noise c)) ->
    Recovery.columns_at_most n (fun j => entry (recovered c) j - x j) (of_Q (recovery_bound c)).

Definition recovery_holds (c : recovery) : Prop :=
  recovery_name c = sha256 (text (recovery_json c) ++ newline) /\
  (1 <= List.length (sensing c))%nat /\ (1 <= List.length (recovered c))%nat /\
  Forall (fun row => List.length row = List.length (recovered c)) (sensing c) /\
  List.length (measured c) = List.length (sensing c) /\
  (1 <= sparsity c)%Z /\ (0 <= noise c)%Q /\ (0 < recovery_lambda c)%Q /\ near_sparse c.
End Meaning.

(** ** The checker *)

Fixpoint transposed {A} (zero : A) (n : nat) (rows : list (list A)) : list (list A) :=
  match n with O => [] | S n => map (hd zero) rows :: transposed zero n (map (@tl A) rows) end.

(** The inner product g of columns of A in integers is N g / E in the Gram matrix of scale A. *)
Section Gram.
Variables N E : Z.

(** The largest distances from 1 on the diagonal and from 0 off it, times E. *)
Fixpoint worst_of_row (i j : Z) (row : list Z) (most : Z * Z) : Z * Z :=
  match row with
  | [] => most
  | g :: row => worst_of_row i (j + 1) row
      (if (i =? j)%Z then (Z.max (fst most) (Z.abs (N * g - E)), snd most)
       else (fst most, Z.max (snd most) (Z.abs (N * g))))
  end.
Fixpoint worst (i : Z) (gram : list (list Z)) (most : Z * Z) : Z * Z :=
  match gram with [] => most | row :: gram => worst (i + 1) gram (worst_of_row i 0 row most) end.

(** The first m columns are orthonormal, and so are the others. *)
Fixpoint row_of_bases (m i j : Z) (row : list Z) : bool :=
  match row with
  | [] => true
  | g :: row =>
      if negb (Bool.eqb (i <? m)%Z (j <? m)%Z) || (N * g =? if (i =? j)%Z then E else 0)%Z
      then row_of_bases m i (j + 1) row else false
  end.
Fixpoint two_bases (m i : Z) (gram : list (list Z)) : bool :=
  match gram with
  | [] => true
  | row :: gram => if row_of_bases m i 0 row then two_bases m (i + 1) gram else false
  end.
End Gram.

Definition check_isometry (c : recovery) : bool :=
  let D := fold_left (fun D row => common_of row D) (sensing c) 1%positive in
  match every (every (over D)) (sensing c) with
  | Some rows =>
      let columns := transposed 0%Z (List.length (recovered c)) rows in
      let gram := map (fun a => map (fun b => zdot a b 0) columns) columns in
      let square := recovery_scale c * recovery_scale c in
      let N := Qnum square in
      let E := (Qden square * (D * D))%positive in
      let most := worst N (Zpos E) 0 gram (0, 0)%Z in
      let s := sparsity c in
      let m := size (sensing c) in
      Qle_bool ((fst most + (2 * s - 1) * snd most) # E) (isometry_stated c) ||
      ((size (recovered c) =? 2 * m)%Z && two_bases N (Zpos E) m 0 gram &&
       Qle_bool ((s * snd most) # E) (isometry_stated c))
  | None => false
  end.

(** rho and gamma follow from delta; lambda and the sharpness from these. *)
Definition check_constants (c : recovery) : bool :=
  let delta := isometry_stated c in let rho := rho_stated c in let gamma := gamma_stated c in
  let scale := recovery_scale c in let lam := recovery_lambda c in let width := sharpness_stated c in
  let s := inject_Z (sparsity c) in
  let square q := q * q in
  let C := square (1 + rho) in
  qlt 0 scale && qlt 0 delta && qlt delta 1 && qlt 0 rho && qlt rho 1 &&
  Qle_bool (square (delta * (4 + rho))) (square (4 * rho) * (1 - square delta)) &&
  qlt 0 gamma && Qle_bool ((1 + delta) * square (scale * rho)) (square (gamma * delta)) &&
  qlt 0 lam && Qle_bool (square (lam * ((3 + rho) * gamma)) * s) (square C) &&
  qlt 0 width && Qle_bool (square C) (square (width * lam * (1 - rho)) * s).

(** What is known of z, the dual vector, and the bound that follows. *)
Definition check_output (c : recovery) : bool :=
  let lam := recovery_lambda c in let r := residual_stated c in
  match
    let* p := dots (sensing c) (recovered c) in
    let missed := differences p (measured c) in
    let* square := dot_q missed missed in
    let* length := dot_q (recovery_dual c) (recovery_dual c) in
    let* correlations := dots (transposed 0 (List.length (recovered c)) (sensing c)) (recovery_dual c) in
    let* z := length_q (recovered c) in
    let* value := dot_q (recovery_dual c) (measured c) in
    Some (Qle_bool 0 r && Qle_bool square (r * r) && Qle_bool length 1 &&
      forallb (fun q => Qle_bool (Qabs q) lam) correlations &&
      Qeq_bool (recovery_bound c) (sharpness_stated c * (lam * z + r - value + 2 * noise c)))
  with Some fits => fits | None => false end.

Definition check_recovery (c : recovery) : bool :=
  let m := size (sensing c) in
  let n := size (recovered c) in
  String.eqb (recovery_name c) (sha256 (content (recovery_json c))) &&
  (1 <=? m)%Z && (1 <=? n)%Z && forallb (fun row => (size row =? n)%Z) (sensing c) && (size (measured c) =? m)%Z &&
  (size (recovery_dual c) =? m)%Z && (1 <=? sparsity c)%Z && Qle_bool 0 (noise c) &&
  check_isometry c && check_constants c && check_output c.
