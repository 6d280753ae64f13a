(** * Certificates of T0 for P1 and P3: what they claim, and how they are checked

    P1: min |z|_1 with |Az - y| <= eta.  P3: min lambda |z|_1 + |Az - y|.  The minimiser is x = a + b t on its
    support, with rational a, b and the root t >= 0 of a rational; y - Ax = r + t v, where r is orthogonal to the
    columns of the support, and <A_j, v> is the sign of x_j there.  Where t = 0, there is no b, and v is a vector of
    its own.  Signs of p + q t are decided by squares ([surd_sign]). *)

From Coq Require Import ZArith QArith List Lia Setoid Bool String PeanoNat.
From Barriers Require Import OrderedFields LinearSystems.
From Barriers Require Sums Optimisation.
From Barriers Require Import Json Sha256 Numerals NetworkChecker Intervals Blocks ListSums.
From Barriers Require Import RegressionCertificates WitnessCertificates SolutionCertificates.
Import ListNotations.
Open Scope Q_scope.

Record rooted := {
  (** the claim *)
  rooted_rows : Z;
  rooted_columns : Z;
  rooted_name : string;
  rooted_problem : string;
  rooted_outcome : string;
  rooted_lambda : Q;
  rooted_eta : Q;
  rooted_support : option (list Z);
  (** the witness: a, b, v (or what shows that nothing is feasible), t^2, a push, and a minor *)
  rooted_json : json;
  rooted_data : regression;
  rooted_point : option block;
  rooted_root : option block;
  rooted_dual : option block;
  rooted_square : Q;
  rooted_push : option block;
  rooted_minor_rows : list Z;
  rooted_modulus : Z
}.

(** ** Reading *)

Open Scope string_scope.
Definition as_rooted (certificate : json) : option rooted :=
  let* claim := field "claim" certificate in
  let* body := field "witness" certificate in
  let* rows := int_at "rows" claim in
  let* columns := int_at "columns" claim in
  let* name := text_at "data_sha256" claim in
  let* problem := text_at "problem" claim in
  let* outcome := text_at "outcome" claim in
  let* lambda := number_at "lambda" claim in
  let* eta := number_at "eta" claim in
  let* s := field "support" claim in let* support := perhaps as_ints s in
  let* v := field "data" body in let* data := as_regression v in
  let* x := block_or_null "x" body in
  let* root := block_or_null "root" body in
  let* u := block_or_null "u" body in
  let* q := field "square" body in let* square := as_number_within max_long q in
  let* push := block_or_null "push" body in
  let* minor := ints_at "rows" body in
  let* modulus := int_at "modulus" body in
  Some {| rooted_rows := rows; rooted_columns := columns; rooted_name := name; rooted_problem := problem;
          rooted_outcome := outcome; rooted_lambda := lambda; rooted_eta := eta; rooted_support := support;
          rooted_json := v; rooted_data := data; rooted_point := x; rooted_root := root; rooted_dual := u;
          rooted_square := square; rooted_push := push; rooted_minor_rows := minor; rooted_modulus := modulus |}.
Close Scope string_scope.

(** ** What it says *)

Section Meaning.
Context {K : ordered_field}.
Open Scope field_scope.
Local Notation "0" := (@fzero K) : field_scope.

(** Over an ordered field that has the root, as the real numbers do, and some field around each ([root_exists]); where
    it is not needed, it is 0. *)
Definition rooted_holds (c : rooted) : Prop :=
  let d := rooted_data c in
  let m := row_count d in
  let n := column_count d in
  let A : nat -> nat -> K := matrix_in (matrix_entries d) in
  let y := vector_in (entries (right d)) in
  let posed := if String.eqb (rooted_problem c) "P3" then Optimisation.P3 (of_Q (rooted_lambda c))
    else Optimisation.P1 (of_Q (rooted_eta c)) in
  named (rooted_name c) (rooted_json c) /\ rooted_rows c = Z.of_nat m /\ rooted_columns c = Z.of_nat n /\
  data_fit d /\ row_weights d = None /\
  (rooted_problem c = "P1"%string /\ (0 <= rooted_eta c)%Q /\ (rooted_lambda c == 1)%Q \/
   rooted_problem c = "P3"%string /\ (0 < rooted_lambda c)%Q /\ (rooted_eta c == 0)%Q) /\
  (0 <= rooted_square c)%Q /\
  (rooted_outcome c = "one"%string /\ (forall t : K, 0 <= t -> t * t == of_Q (rooted_square c) -> exists x,
      (Optimisation.minimiser posed m n A y x /\
        forall z, Optimisation.minimiser posed m n A y z -> Sums.equal n z x) /\
      (exists support, rooted_support c = Some support /\
        forall j, (j < n)%nat -> (In (Z.of_nat j) support <-> ~ x j == 0)) /\
      forall j, (j < n)%nat -> exists a b : Q, x j == of_Q a + of_Q b * t) \/
   rooted_outcome c = "infeasible"%string /\ rooted_problem c = "P1"%string /\ rooted_support c = None /\
     forall z v, ~ Optimisation.objective posed m n A y z v).
End Meaning.

(** ** The checker *)

(** The sign of p + q t, t the root of s; if that is 0, as it is where t = 0, of all small t > 0. *)
Definition surd_sign (s p q : Q) : comparison :=
  match p ?= 0, q ?= 0 with
  | Eq, o => o
  | o, Eq => o
  | Gt, Lt => p * p ?= q * q * s
  | Lt, Gt => q * q * s ?= p * p
  | o, _ => o
  end.
Definition is_eq (o : comparison) : bool := match o with Eq => true | _ => false end.
Definition is_gt (o : comparison) : bool := match o with Gt => true | _ => false end.

(** The numbers of a support at their columns, 0 elsewhere. *)
Fixpoint spread (fs : list bool) (xs : list Q) : list Q :=
  match fs with
  | [] => []
  | true :: fs => match xs with x :: xs => x :: spread fs xs | [] => 0 :: spread fs [] end
  | false :: fs => 0 :: spread fs xs
  end.

(** What is checked of a column: whether it is in the support, a and b there; p = <A_j, r>, q = <A_j, v>. *)
Definition column_fits (s : Q) (t : bool * (Q * Q)) (u : Q * Q) : bool :=
  let (p, q) := u in
  (negb (fst t) || match surd_sign s (fst (snd t)) (snd (snd t)) with
    | Eq => false
    | Gt => Qeq_bool p 0 && Qeq_bool q 1
    | Lt => Qeq_bool p 0 && Qeq_bool q (-(1))
    end) &&
  negb (is_gt (surd_sign s p (qsub q 1))) && negb (is_gt (surd_sign s (- p) (qsub (- q) 1))).
(** At the upper end (Gt), the lower one (Lt), or strictly between. *)
Definition edge (s : Q) (u : Q * Q) : comparison :=
  if is_eq (surd_sign s (fst u) (qsub (snd u) 1)) then Gt
  else if is_eq (surd_sign s (- fst u) (qsub (- snd u) 1)) then Lt else Eq.
(** A push does not move the support, and no other column at an end but from it. *)
Definition pushed_fits (f : bool) (e : comparison) (move : Q) : bool :=
  match e with
  | Eq => true
  | _ => if f then Qeq_bool move 0 else match e with Gt => Qle_bool move 0 | _ => Qle_bool 0 move end
  end.
Definition stays (e : comparison) (move : Q) : bool := negb (is_eq e) && Qeq_bool move 0.

Definition rooted_minor (c : rooted) : reasons :=
  {| at_point := None; at_dual := None; at_other := None; minor_rows := rooted_minor_rows c;
     modulus := rooted_modulus c; push := None |}.
Definition penalised (c : rooted) : bool := String.eqb (rooted_problem c) "P3".
Definition rootless (c : rooted) : bool := Qeq_bool (rooted_square c) 0.

Definition check_length (c : rooted) (still moved : Q) : bool :=
  let s := rooted_square c in
  let l := rooted_lambda c in
  let e := rooted_eta c in
  if penalised c then
    Qeq_bool (qadd still (s * moved) * (l * l)) s && (negb (rootless c) || qlt (moved * (l * l)) 1)
  else Qeq_bool (qadd still (s * moved)) (e * e).
(** moving: b, or the vector v. *)
Definition check_rooted_point (c : rooted) (cols : list (list Q)) (y : list Q) (support : list Z)
    (still moving : list Q) : bool :=
  let s := rooted_square c in
  let fs := flags support 0 cols in
  let nothing := map (fun _ => 0) cols in
  let xs := spread fs still in
  let bs := if rootless c then nothing else spread fs moving in
  let r := map2 qsub y (combined xs cols (zeros y)) in
  let v := if rootless c then moving else map2 qsub (zeros y) (combined bs cols (zeros y)) in
  let products := combine (map (fun col => qdot col r) cols) (map (fun col => qdot col v) cols) in
  let w := match rooted_push c with Some b => entries b | None => zeros y end in
  let moves := map (qdot w) cols in
  let edges := map (edge s) products in
  let more := if penalised c && negb (rootless c) then [y] else [] in
  all2 Z.eqb support (keep true fs (numbered 0 cols)) && (size still =? size support)%Z &&
  (size v =? size y)%Z && (size w =? size y)%Z &&
  (rootless c || (size moving =? size support)%Z) &&
  check_length c (qdot r r) (qdot v v) &&
  forallb (fun b => b) (map2 (column_fits s) (combine fs (combine xs bs)) products) &&
  forallb (fun b => b) (map2 (fun t move => pushed_fits (fst t) (snd t) move) (combine fs edges) moves) &&
  forallb (fun col => Qeq_bool (qdot w col) 0) more &&
  independent (rooted_minor c) (map (fun _ => true) y) (keep true (map2 stays edges moves) cols ++ more).

Definition check_rooted_blocks (c : rooted) (cols : list (list Q)) (y : list Q) (support : list Z) (x b : block) :
  bool :=
  match together [x; b] with
  | Some [still; moving] => check_rooted_point c cols y support still moving
  | _ => false
  end.
(** 0 is feasible, and nothing costs less. *)
Definition needless (c : rooted) (support : list Z) : bool :=
  negb (penalised c) && match support with [] => true | _ => false end.

Definition none_is {A} (o : option A) : bool := match o with None => true | Some _ => false end.
Definition check_none (c : rooted) (cols : list (list Q)) (y u : list Q) : bool :=
  let e := rooted_eta c in
  let along := qdot u y in
  (size u =? size y)%Z && forallb (fun col => Qeq_bool (qdot u col) 0) cols && qlt 0 along &&
  qlt (e * e * qdot u u) (along * along).
Definition check_rooted (c : rooted) : bool :=
  let d := rooted_data c in
  let s := rooted_square c in
  check_data (rooted_name c) (rooted_json c) (rooted_rows c) (rooted_columns c) d && none_is (row_weights d) &&
  (if penalised c then qlt 0 (rooted_lambda c) && Qeq_bool (rooted_eta c) 0
   else String.eqb (rooted_problem c) "P1" && Qle_bool 0 (rooted_eta c) && Qeq_bool (rooted_lambda c) 1) &&
  Qle_bool 0 s &&
  match together (right d :: columns d) with
  | Some (y :: cols) =>
      if String.eqb (rooted_outcome c) "one" then
        match rooted_point c, rooted_support c with
        | Some x, Some support =>
            if needless c support then
              none_is (rooted_root c) && none_is (rooted_dual c) && none_is (rooted_push c) && rootless c &&
              (size (fst x) =? 0)%Z && Qle_bool (qdot y y) (rooted_eta c * rooted_eta c) &&
              independent (rooted_minor c) (map (fun _ => true) y) []
            else
              match rooted_root c, rooted_dual c with
              | Some b, None => negb (rootless c) && check_rooted_blocks c cols y support x b
              | None, Some u => rootless c && none_is (rooted_push c) && check_rooted_blocks c cols y support x u
              | _, _ => false
              end
        | _, _ => false
        end
      else if String.eqb (rooted_outcome c) "infeasible" then
        negb (penalised c) && none_is (rooted_support c) && rootless c && no_reasons (rooted_minor c) &&
        none_is (rooted_point c) && none_is (rooted_root c) && none_is (rooted_push c) &&
        match rooted_dual c with Some u => check_none c cols y (entries u) | None => false end
      else false
  | _ => false
  end.
