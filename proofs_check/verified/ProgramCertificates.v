(** * Certificates of T2: what they claim, and how they are checked

    For all data within the stated radii, a linear program has one minimiser; it is strictly between its bounds in the
    columns of the stated basis, and elsewhere at the bounds stated. *)

From Coq Require Import ZArith QArith Qabs List Lia Setoid Bool Ascii String PeanoNat.
From Barriers Require Import OrderedFields LinearSystems Programs TrustProgram TrustRational.
From Barriers Require Import Json Sha256 Numerals NetworkChecker Intervals Blocks ListSums WitnessCertificates.
From Barriers Require Import RegressionCertificates.
Import ListNotations.
Open Scope Q_scope.

(** The columns of A, by the rows and values of their entries other than 0; b, c and the bounds. *)
Record program := {
  sparse : list (list Z * block);
  demand : block;
  price : block;
  lower : list (option Q);
  upper : list (option Q)
}.
(** What the radii are made of, and the columns that are exact. *)
Record tolerance := { relative : Q; absolute : Q; exact : list Z }.
Record basic := { basis : list Z; places : list ascii; near_point : block; near_width : block; dual_point : block;
  dual_width : block; inverse_of : block }.
Record program_trust := {
  program_rows : Z;
  program_columns : Z;
  program_name : string;
  allowed : tolerance;
  program_json : json;
  posed_program : program;
  based : basic
}.

(** ** Reading *)

Open Scope string_scope.
Definition as_column (v : json) : option (list Z * block) :=
  match v with
  | Object [(k1, o); (k2, rows); (k3, values)] =>
      if String.eqb k1 "over" && String.eqb k2 "rows" && String.eqb k3 "values" then
        let* rows := as_ints rows in
        let* b := as_block (Object [("over", o); ("values", values)]) in Some (rows, b)
      else None
  | _ => None
  end.
Definition as_bounds (v : json) : option (list (option Q)) := let* l := as_list v in every (perhaps as_number) l.
Definition as_program (v : json) : option program :=
  if has_keys ["columns"; "cost"; "lower"; "right"; "upper"] v then
    let* l := list_at "columns" v in let* sparse := every as_column l in
    let* demand := block_at "right" v in
    let* price := block_at "cost" v in
    let* l := field "lower" v in let* lower := as_bounds l in
    let* l := field "upper" v in let* upper := as_bounds l in
    Some {| sparse := sparse; demand := demand; price := price; lower := lower; upper := upper |}
  else None.
Definition as_tolerance (claim : json) : option tolerance :=
  let* within := field "within" claim in
  if has_keys ["absolute"; "exact"; "relative"] within then
    let* relative := number_at "relative" within in
    let* absolute := number_at "absolute" within in
    let* exact := ints_at "exact" within in
    Some {| relative := relative; absolute := absolute; exact := exact |}
  else None.
Definition as_basic (basis : list Z) (places : string) (body : json) : option basic :=
  let* x := block_at "x" body in
  let* width := block_at "width" body in
  let* u := block_at "u" body in
  let* dual_width := block_at "dual_width" body in
  let* inverse := block_at "inverse" body in
  Some {| basis := basis; places := list_ascii_of_string places; near_point := x; near_width := width; dual_point := u;
          dual_width := dual_width; inverse_of := inverse |}.
Definition as_program_trust (certificate : json) : option program_trust :=
  let* claim := field "claim" certificate in
  let* body := field "witness" certificate in
  let* rows := int_at "rows" claim in
  let* columns := int_at "columns" claim in
  let* name := text_at "data_sha256" claim in
  let* allowed := as_tolerance claim in
  let* basis := ints_at "basis" claim in
  let* places := text_at "places" claim in
  let* v := field "data" body in let* p := as_program v in
  let* based := as_basic basis places body in
  Some {| program_rows := rows; program_columns := columns; program_name := name; allowed := allowed;
          program_json := v; posed_program := p; based := based |}.
Close Scope string_scope.

(** ** What it says *)

(** The entries of a column: the values in their rows, and 0. *)
Fixpoint dense {A} (rows : list Z) (values : list Q) (k : Z) (shape : list A) : list Q :=
  match shape with
  | [] => []
  | _ :: shape =>
      match rows, values with
      | i :: rows', q :: values' =>
          if (i =? k)%Z then q :: dense rows' values' (k + 1) shape else 0 :: dense rows values (k + 1) shape
      | _, _ => 0 :: dense [] [] (k + 1) shape
      end
  end.
Definition program_height (p : program) : nat := List.length (fst (demand p)).
Definition program_width (p : program) : nat := List.length (sparse p).
Definition program_entries (p : program) : list (list Q) :=
  map (fun col => dense (fst col) (entries (snd col)) 0 (fst (demand p))) (sparse p).

(** The radius of an entry is 0 if it is 0 or, in A and c, in an exact column, else relative |q| + absolute. *)
Definition radius_of (t : tolerance) (q : Q) : Q := if Qeq_bool q 0 then 0 else relative t * Qabs q + absolute t.
Definition exact_flags (t : tolerance) (p : program) : list bool := flags (exact t) 0 (sparse p).
Definition column_radii_of (t : tolerance) (p : program) : list (list Q) :=
  map2 (fun (e : bool) col => map (fun q => if e then 0 else radius_of t q) col) (exact_flags t p) (program_entries p).
Definition price_radii_of (t : tolerance) (p : program) : list Q :=
  map2 (fun (e : bool) q => if e then 0 else radius_of t q) (exact_flags t p) (entries (price p)).
Definition demand_radii_of (t : tolerance) (p : program) : list Q := map (radius_of t) (entries (demand p)).

(** Increasing, from [from] on, to less than [to]. *)
Fixpoint ascends (from to : Z) (l : list Z) : Prop :=
  match l with [] => True | i :: l => (from <= i < to)%Z /\ ascends (i + 1) to l end.
Definition bounds_ordered (l u : option Q) : Prop := match l, u with Some p, Some q => p <= q | _, _ => True end.
Definition program_fits (p : program) : Prop :=
  (1 <= program_height p)%nat /\ (1 <= program_width p)%nat /\
  Forall (fun col => ascends 0 (Z.of_nat (program_height p)) (fst col) /\
    List.length (fst col) = List.length (fst (snd col)) /\ Forall (fun z => z <> 0%Z) (fst (snd col))) (sparse p) /\
  List.length (fst (price p)) = program_width p /\ List.length (upper p) = program_width p /\
  List.length (lower p) = program_width p /\ Forall2 bounds_ordered (lower p) (upper p).
Definition tolerance_fits (n : nat) (t : tolerance) : Prop :=
  0 <= relative t /\ 0 <= absolute t /\ ascends 0 (Z.of_nat n) (exact t).
(** A column for each row; a place for each column: in the basis B, else at a bound L or U, or F where these are one. *)
Definition place_suits (in_basis : bool) (a : ascii) (l u : option Q) : Prop :=
  if in_basis then a = "B"%char
  else match l, u with
    | Some p, Some q => if Qeq_bool p q then a = "F"%char else a = "L"%char \/ a = "U"%char
    | Some _, None => a = "L"%char
    | None, Some _ => a = "U"%char
    | None, None => False
    end.
Definition basis_suits (m n : nat) (lows highs : list (option Q)) (basis : list Z) (places : list ascii) : Prop :=
  List.length basis = m /\ NoDup basis /\ Forall (fun j => (0 <= j < Z.of_nat n)%Z) basis /\ List.length places = n /\
  forall j, (j < n)%nat -> place_suits (if in_dec Z.eq_dec (Z.of_nat j) basis then true else false)
    (nth j places zero) (nth j lows None) (nth j highs None).

Section Meaning.
Context {K : ordered_field}.
Open Scope field_scope.
Local Notation "0" := (@fzero K) : field_scope.

Definition bound_in (l : list (option Q)) (j : nat) : option K := option_map of_Q (nth j l None).
Definition within_tolerance (p : program) (t : tolerance) (A : nat -> nat -> K) (b c : nat -> K) : Prop :=
  TrustProgram.in_box (program_height p) (program_width p) (matrix_in (program_entries p))
    (vector_in (entries (demand p))) (vector_in (entries (price p))) (matrix_in (column_radii_of t p))
    (vector_in (demand_radii_of t p)) (vector_in (price_radii_of t p)) A b c.
(** x is a minimiser, and the only one. *)
Definition one_optimal_is (m n : nat) (lows highs : list (option Q)) (A : nat -> nat -> K) (b c x : nat -> K) : Prop :=
  let minimiser := optimal m n (bound_in lows) (bound_in highs) A b c in
  minimiser x /\ forall x', minimiser x' -> forall j, (j < n)%nat -> x' j == x j.
(** The columns of the basis are independent; x is strictly between its bounds there, and elsewhere at those named. *)
Definition based_on (m n : nat) (lows highs : list (option Q)) (basis : list Z) (places : list ascii)
    (A : nat -> nat -> K) (x : nat -> K) : Prop :=
  (forall e, (forall a, (a < m)%nat -> LinearSystems.over (map Z.to_nat basis) (fun i => A a i * e i) == 0) ->
    forall i, In (Z.of_nat i) basis -> e i == 0) /\
  forall j, (j < n)%nat ->
    match nth j places zero with
    | "L"%char => equals (bound_in lows j) (x j)
    | "U"%char => equals (bound_in highs j) (x j)
    | "F"%char => equals (bound_in lows j) (x j) /\ equals (bound_in highs j) (x j)
    | _ => above (bound_in lows j) (x j) /\ under (bound_in highs j) (x j)
    end.

Definition program_trust_holds (c : program_trust) : Prop :=
  let p := posed_program c in
  let m := program_height p in
  let n := program_width p in
  named (program_name c) (program_json c) /\ program_rows c = Z.of_nat m /\ program_columns c = Z.of_nat n /\
  program_fits p /\ tolerance_fits n (allowed c) /\
  basis_suits m n (lower p) (upper p) (basis (based c)) (places (based c)) /\
  forall A b d, within_tolerance p (allowed c) A b d -> exists x,
    one_optimal_is m n (lower p) (upper p) A b d x /\
    based_on m n (lower p) (upper p) (basis (based c)) (places (based c)) A x.
End Meaning.

(** ** The checker *)

Fixpoint ascending (from to : Z) (l : list Z) : bool :=
  match l with [] => true | i :: l => if ((from <=? i) && (i <? to))%Z then ascending (i + 1) to l else false end.
Definition ordered_bounds (l u : option Q) : bool := match l, u with Some p, Some q => Qle_bool p q | _, _ => true end.
Definition check_program (name : string) (v : json) (rows cols : Z) (p : program) : bool :=
  String.eqb name (sha256 (content v)) &&
  (rows =? size (fst (demand p)))%Z && (cols =? size (sparse p))%Z && (1 <=? rows)%Z && (1 <=? cols)%Z &&
  forallb (fun col => ascending 0 rows (fst col) && (size (fst col) =? size (fst (snd col)))%Z &&
    forallb (fun z => negb (z =? 0)%Z) (fst (snd col))) (sparse p) &&
  (size (fst (price p)) =? cols)%Z && (size (upper p) =? cols)%Z && all2 ordered_bounds (lower p) (upper p).
Definition check_tolerance (n : Z) (t : tolerance) : bool :=
  Qle_bool 0 (relative t) && Qle_bool 0 (absolute t) && ascending 0 n (exact t).

(** The numbers of a program with radii. *)
Record zprogram := {
  zcols : list (list Q);
  zdemand : list Q;
  zprice : list Q;
  zlower : list (option Q);
  zupper : list (option Q);
  col_radii : list (list Q);
  demand_radii : list Q;
  price_radii : list Q
}.

Definition place_fits (in_basis : bool) (a : ascii) (l u : option Q) : bool :=
  if in_basis then (a =? "B")%char
  else match l, u with
    | Some p, Some q => if Qeq_bool p q then (a =? "F")%char else (a =? "L")%char || (a =? "U")%char
    | Some _, None => (a =? "L")%char
    | None, Some _ => (a =? "U")%char
    | None, None => false
    end.
Definition value_or (o : option Q) : Q := match o with Some q => q | None => 0 end.
(** x: in the basis as given, elsewhere at its bound. *)
Fixpoint whole_point (fs : list bool) (places : list ascii) (bounds : list (option Q * option Q)) (xs : list Q) : list
  Q :=
  match fs, places, bounds with
  | f :: fs, a :: places, (l, u) :: bounds =>
      match f, xs with
      | true, x :: xs => x :: whole_point fs places bounds xs
      | _, _ => value_or (if (a =? "U")%char then u else l) :: whole_point fs places bounds xs
      end
  | _, _, _ => []
  end.
Definition unit_row (numbers : list Z) (i : Z) : list Q := map (fun l => if (i =? l)%Z then 1 else 0) numbers.
Definition strictly_inside (l u : option Q) (p : Q * Q) : bool :=
  match l with Some q => qlt q (qsub (fst p) (snd p)) | None => true end &&
  match u with Some q => qlt (qadd (fst p) (snd p)) q | None => true end.

Definition check_basis (p : zprogram) (a : basic) : bool :=
  let fs := flags (basis a) 0 (zcols p) in
  let numbers := keep true fs (numbered 0 (zcols p)) in
  let bounds := combine (zlower p) (zupper p) in
  all2 Z.eqb (basis a) numbers && (size (basis a) =? size (zdemand p))%Z &&
  (size (places a) =? size (zcols p))%Z &&
  forallb (fun b => b) (map2 (fun s b => place_fits (fst s) (snd s) (fst b) (snd b)) (combine fs (places a)) bounds) &&
  match together [near_point a; near_width a], together [dual_point a; dual_width a],
    cut_rows (basis a) (zdemand p) (entries (inverse_of a)) with
  | Some [xs; ws], Some [us; vs], Some rows =>
      (size xs =? size (basis a))%Z && (size ws =? size (basis a))%Z && (size us =? size (zdemand p))%Z &&
      (size vs =? size (zdemand p))%Z && forallb (fun q => qlt 0 q) ws && forallb (fun q => qlt 0 q) vs &&
      match in_common (whole_point fs (places a) bounds xs) with
      | Some full =>
          let chosen := keep true fs (zcols p) in
          let by_row := transposed (zdemand p) rows in
          let nothing := zeros (zdemand p) in
          let images := map (fun col => combined col by_row (zeros ws)) (zcols p) in
          let missed := map2 qsub (zdemand p) (combined full (zcols p) nothing) in
          let slack := combined ws (keep true fs (col_radii p)) (combined (map Qabs full) (col_radii p) (demand_radii
            p)) in
          let loose := combined ws (map2 (fun im l => map Qabs (map2 qsub (unit_row numbers l) im)) (keep true fs
            images) numbers)
            (zeros ws) in
          let costs := map2 (fun col q => qsub q (qdot col us)) (zcols p) (zprice p) in
          let reach := map2 qadd (map Qabs us) vs in
          let offs := map2 (fun e g => qadd g (qdot e reach)) (col_radii p) (price_radii p) in
          let basic_costs := keep true fs costs in
          let basic_offs := keep true fs offs in
          forallb (fun b => b) (map2 (fun row (w : Q * Q) =>
            qlt (qsum [Qabs (qdot row missed); qabs_dot row slack; snd w]) (fst w)) rows
            (combine ws loose)) &&
          forallb (fun b => b) (map2 (fun b p => strictly_inside (fst b) (snd b) p) (keep true fs bounds)
            (combine (keep true fs full) ws)) &&
          forallb (fun b => b) (map2 (fun col (v : Q * Z) => qlt (qsum [Qabs (qdot col basic_costs);
            qabs_dot col basic_offs;
            qabs_dot (map2 qsub (unit_row (numbered 0 (zdemand p)) (snd v)) (combined col chosen nothing)) vs]) (fst
              v)) by_row
            (combine vs (numbered 0 (zdemand p)))) &&
          forallb (fun b => b) (map2 (fun s t =>
            if (s =? "L")%char || (s =? "U")%char then
              let col := fst (fst t) in let image := snd (fst t) in
              let slope := qsub (fst (snd t)) (qdot image basic_costs) in
              let off := qsum [snd (snd t); qabs_dot image basic_offs;
                qabs_dot (map2 qsub col (combined image chosen nothing)) vs] in
              qlt off (if (s =? "L")%char then slope else - slope)
            else true) (places a) (combine (combine (zcols p) images) (combine costs offs)))
      | None => false
      end
  | _, _, _ => false
  end.

Definition densely (p : program) (aligned : list (list Q)) : list (list Q) :=
  map2 (fun col values => dense (fst col) values 0 (fst (demand p))) (sparse p) aligned.
Definition zprogram_of (p : program) (t : tolerance) : option zprogram :=
  let* l := together (demand p :: price p :: map snd (sparse p)) in
  match l with
  | b :: c :: cols =>
      let cols := densely p cols in
      let es := exact_flags t p in
      Some {| zcols := cols; zdemand := b; zprice := c; zlower := lower p; zupper := upper p;
        col_radii := map2 (fun (e : bool) col => map (fun q => if e then 0 else radius_of t q) col) es cols;
        demand_radii := map (radius_of t) b;
        price_radii := map2 (fun (e : bool) q => if e then 0 else radius_of t q) es c |}
  | _ => None
  end.
Definition check_program_trust (c : program_trust) : bool :=
  check_program (program_name c) (program_json c) (program_rows c) (program_columns c) (posed_program c) &&
  check_tolerance (program_columns c) (allowed c) &&
  match zprogram_of (posed_program c) (allowed c) with Some p => check_basis p (based c) | None => false end.
