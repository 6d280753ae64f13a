(** * Certificates of C0 and D: what they claim, and how they are checked

    x minimises P1, P2, P3 or a linear program (LP), and nothing else does if the claim says so.  The witness is a dual
    vector, and perhaps a left inverse of the matrix on the support of x. *)

From Coq Require Import ZArith QArith List Lia Setoid Bool String.
From Barriers Require Import Json Sha256 Numerals NetworkChecker Intervals Duality.
From Barriers Require Import OrderedFields Archimedean Networks.
Import ListNotations.
Open Scope Q_scope.

(** A, y, x, u, and perhaps a left inverse on the support of x. *)
Record solved := {
  matrix : list (list Q);
  right_side : list Q;
  solution : list Q;
  dual_vector : list Q;
  left_inverse : option (list (list Q))
}.
Record minimiser := {
  (** the claim *)
  posed : problem;
  lambda : Q;
  eta_of : Q;
  unique : bool;
  data_name : string;
  (** the witness *)
  matrix_json : json;
  y_json : json;
  input : solved
}.

(** ** Reading *)

Definition as_problem (s : string) : option problem :=
  if String.eqb s "P1" then Some P1 else if String.eqb s "P2" then Some P2
  else if String.eqb s "P3" then Some P3 else if String.eqb s "LP" then Some LP else None.
Definition as_matrix (v : json) : option (list (list Q)) := let* l := as_list v in every as_numbers l.
Definition as_solved (body : json) (x : json) : option solved :=
  let* a := field "matrix" body in let* a := as_matrix a in
  let* y := numbers_at "y" body in
  let* u := numbers_at "u" body in
  let* b := field "left_inverse" body in
  let* b := (match b with Null => Some None | _ => let* b := as_matrix b in Some (Some b) end) in
  let* x := as_numbers x in
  Some {| matrix := a; right_side := y; solution := x; dual_vector := u; left_inverse := b |}.
Definition as_minimiser (certificate : json) : option minimiser :=
  let* claim := field "claim" certificate in
  let* body := field "witness" certificate in
  let* s := text_at "problem" claim in let* posed := as_problem s in
  let* lambda := number_at "lambda" claim in
  let* eta := number_at "eta" claim in
  let* unique := field "unique" claim in
  let* unique := (match unique with Truth b => Some b | _ => None end) in
  let* name := text_at "data_sha256" claim in
  let* a := field "matrix" body in let* y := field "y" body in
  let* x := field "x" claim in let* input := as_solved body x in
  Some {| posed := posed; lambda := lambda; eta_of := eta; unique := unique; data_name := name;
          matrix_json := a; y_json := y; input := input |}.

(** ** What it says *)

(** P1 and LP have lambda 1, and only P1 has an eta. *)
Definition parameters (p : problem) (lambda eta : Q) : Prop :=
  0 < lambda /\ 0 <= eta /\ (p = P1 \/ p = LP -> lambda == 1) /\ (p <> P1 -> eta == 0).
Definition shape_of (s : solved) : Prop :=
  (1 <= List.length (matrix s))%nat /\ (1 <= List.length (solution s))%nat /\
  Forall (fun row => List.length row = List.length (solution s)) (matrix s) /\
  List.length (right_side s) = List.length (matrix s).

Section Meaning.
Context {K : ordered_field}.
Definition in_field (v : list Q) : vector K := map of_Q v.
Definition minimises_of (p : problem) (lambda eta : Q) (s : solved) : Prop :=
  minimises p (of_Q lambda) (of_Q eta) (map in_field (matrix s)) (in_field (right_side s)) (in_field (solution s)).
Definition only_of (p : problem) (lambda eta : Q) (s : solved) : Prop :=
  only_minimiser p (of_Q lambda) (of_Q eta) (map in_field (matrix s)) (in_field (right_side s)) (in_field (solution s)).

Definition minimiser_holds (c : minimiser) : Prop :=
  data_name c = sha256 (text (Object [("matrix", matrix_json c); ("y", y_json c)]%string) ++ newline) /\
  parameters (posed c) (lambda c) (eta_of c) /\ shape_of (input c) /\
  minimises_of (posed c) (lambda c) (eta_of c) (input c) /\
  (unique c = true -> only_of (posed c) (lambda c) (eta_of c) (input c)).
End Meaning.

(** ** The checker: integers over one denominator *)

Record zsolved := { zD : positive; zA : list (list Z); zy : list Z; zx : list Z; zu : list Z;
  zB : option (list (list Z)) }.

Definition all_numbers (s : solved) : list (list Q) :=
  (right_side s :: solution s :: dual_vector s :: matrix s ++
    match left_inverse s with Some b => b | None => [] end)%list.
Definition denominator (s : solved) : positive := fold_left (fun D qs => common_of qs D) (all_numbers s) 1%positive.
Definition in_one (s : solved) : option zsolved :=
  let D := denominator s in
  let* a := every (every (over D)) (matrix s) in
  let* y := every (over D) (right_side s) in
  let* x := every (over D) (solution s) in
  let* u := every (over D) (dual_vector s) in
  let* b := (match left_inverse s with
    | None => Some None
    | Some b => let* b := every (every (over D)) b in Some (Some b)
    end) in
  Some {| zD := D; zA := a; zy := y; zx := x; zu := u; zB := b |}.

(** a r + acc *)
Fixpoint axpy (a : Z) (r acc : list Z) : list Z :=
  match r, acc with b :: r, e :: acc => (a * b + e)%Z :: axpy a r acc | _, _ => [] end.
(** The sum of the rows with these factors, over D^2. *)
Fixpoint add_rows (us : list Z) (rows : list (list Z)) (acc : list Z) : list Z :=
  match us, rows with a :: us, r :: rows => add_rows us rows (axpy a r acc) | _, _ => acc end.
(** y - Ax, over D^2 *)
Fixpoint residual (D : Z) (x : list Z) (rows : list (list Z)) (y : list Z) : list Z :=
  match rows, y with r :: rows, b :: y => (b * D - zdot r x 0)%Z :: residual D x rows y | _, _ => [] end.
Definition zeros_like (x : list Z) : list Z := map (fun _ => 0%Z) x.
Fixpoint sum_abs (x : list Z) (acc : Z) : Z := match x with [] => acc | a :: x => sum_abs x (acc + Z.abs a)%Z end.

Fixpoint check_strict (lp : bool) (D2 : positive) (lam : Q) (x c : list Z) : bool :=
  match x, c with
  | a :: x, b :: c =>
      if negb (a =? 0)%Z || qlt ((if lp then b else Z.abs b) # D2) lam then check_strict lp D2 lam x c else false
  | _, _ => true
  end.
Fixpoint check_picks (D2 k j : Z) (x d : list Z) : bool :=
  match x, d with
  | a :: x, b :: d =>
      if (a =? 0)%Z || (b =? (if k =? j then D2 else 0))%Z then check_picks D2 (k + 1) j x d else false
  | _, _ => true
  end.
Fixpoint check_inverse (D2 : Z) (rows : list (list Z)) (all : list Z) (j : Z) (x : list Z) (b : list (list Z)) : bool :=
  match x with
  | [] => match b with [] => true | _ => false end
  | a :: x =>
      if (a =? 0)%Z then check_inverse D2 rows all (j + 1) x b
      else match b with
        | [] => false
        | r :: b =>
            if (size r =? size rows)%Z && check_picks D2 0 j all (add_rows r rows (zeros_like all))
            then check_inverse D2 rows all (j + 1) x b else false
        end
  end.

Definition check_parameters (p : problem) (lam eta : Q) : bool :=
  qlt 0 lam && Qle_bool 0 eta &&
  match p with
  | P1 => Qeq_bool lam 1
  | LP => Qeq_bool lam 1 && Qeq_bool eta 0
  | _ => Qeq_bool eta 0
  end.
Definition check_lengths (s : solved) : bool :=
  (1 <=? size (matrix s))%Z && (1 <=? size (solution s))%Z &&
  forallb (fun row => (size row =? size (solution s))%Z) (matrix s) &&
  (size (right_side s) =? size (matrix s))%Z && (size (dual_vector s) =? size (matrix s))%Z.

Definition check_optimal (p : problem) (lam eta : Q) (z : zsolved) : bool :=
  let D := zD z in
  let D2 := (D * D)%positive in
  let c := add_rows (zu z) (zA z) (zeros_like (zx z)) in
  let w := residual (Zpos D) (zx z) (zA z) (zy z) in
  let length2 := zdot (zu z) (zu z) 0 # D2 in
  let square := zdot w w 0 # (D2 * D2) in
  let surplus := (zdot (zu z) (zy z) 0 # D2) - lam * (sum_abs (zx z) 0 # D) in
  match p with
  | LP => forallb (fun b => Qle_bool (b # D2) 1) c
  | _ => forallb (fun b => Qle_bool (Z.abs b # D2) lam) c
  end &&
  Qle_bool 0 surplus &&
  match p with
  | P1 => Qle_bool square (eta * eta) && Qle_bool (eta * eta * length2) (surplus * surplus)
  | P2 => Qle_bool (square + (1 # 4) * length2) surplus
  | P3 => Qle_bool length2 1 && Qle_bool square (surplus * surplus)
  | LP => forallb (Z.eqb 0) w && forallb (Z.leb 0) (zx z)
  end &&
  match zB z with
  | None => true
  | Some b =>
      check_strict (match p with LP => true | _ => false end) D2 lam (zx z) c &&
      match p with P3 => qlt length2 1 | _ => true end &&
      check_inverse (Zpos D2) (zA z) (zx z) 0 (zx z) b
  end.

Definition check_minimiser (c : minimiser) : bool :=
  let s := input c in
  String.eqb (data_name c) (sha256 (content (Object [("matrix", matrix_json c); ("y", y_json c)]%string))) &&
  check_parameters (posed c) (lambda c) (eta_of c) && check_lengths s &&
  Bool.eqb (unique c) (match left_inverse s with Some _ => true | None => false end) &&
  match in_one s with Some z => check_optimal (posed c) (lambda c) (eta_of c) z | None => false end.
