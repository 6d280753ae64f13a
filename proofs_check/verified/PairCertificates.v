(** * Certificates of T3: two data within the radii, with different answers

    Each is the centre, moved by a step towards a corner of the box: an entry by the step times its radius, up or down.
    Each has one minimiser, by T1 or T2 with radii 0, and these differ in the signs of a penalised column, or in where a
    column is. *)

From Coq Require Import ZArith QArith Qabs List Lia Setoid Bool Ascii String PeanoNat.
From Barriers Require Import OrderedFields LinearSystems Regressions Programs.
From Barriers Require Import Json Sha256 Numerals NetworkChecker Intervals Blocks ListSums RegressionSides.
From Barriers Require Import RegressionCertificates ProgramCertificates.
Import ListNotations.
Open Scope Q_scope.

(** The step, and the ways of the columns, of the right side and of the cost: 1, -1 or 0 for each entry, or none. *)
Record move := { step : Q; column_ways : list (list Z); right_ways : list Z; cost_ways : list Z }.
Record regression_pair := {
  pair_rows : Z;
  pair_columns : Z;
  pair_name : string;
  pair_margins : given;
  pair_json : json;
  pair_data : regression;
  first_move : move;
  second_move : move;
  first_answer : stated;
  second_answer : stated
}.
Record program_pair := {
  programs_rows : Z;
  programs_columns : Z;
  programs_name : string;
  programs_allowed : tolerance;
  programs_json : json;
  programs_data : program;
  move_one : move;
  move_two : move;
  basic_one : basic;
  basic_two : basic
}.

(** ** Reading *)

Open Scope string_scope.
Definition as_way (c : ascii) : option Z :=
  if (c =? "+")%char then Some 1%Z else if (c =? "-")%char then Some (-1)%Z else if (c =? "0")%char then Some 0%Z else
    None.
Definition as_ways (v : json) : option (list Z) := let* s := as_text v in every as_way (list_ascii_of_string s).
Definition all_ways (v : json) : option (list (list Z)) := let* l := as_list v in every as_ways l.
Definition ways_at (name : string) (v : json) : option (list Z) := let* w := field name v in as_ways w.
Definition as_move (linear : bool) (v : json) : option move :=
  let* corner := field "corner" v in
  let* step := number_at "step" v in
  if has_keys (if linear then ["columns"; "cost"; "right"] else ["columns"; "y"]) corner then
    let* l := field "columns" corner in let* columns := all_ways l in
    let* right := ways_at (if linear then "right" else "y") corner in
    let* cost := if linear then ways_at "cost" corner else Some [] in
    Some {| step := step; column_ways := columns; right_ways := right; cost_ways := cost |}
  else None.
Definition two {A} (l : list A) : option (A * A) := match l with [a; b] => Some (a, b) | _ => None end.
Definition as_regression_pair (certificate : json) : option regression_pair :=
  let* claim := field "claim" certificate in
  let* body := field "witness" certificate in
  let* rows := int_at "rows" claim in
  let* columns := int_at "columns" claim in
  let* name := text_at "data_sha256" claim in
  let* margins := as_given claim in
  let* l := list_at "supports" claim in let* l := every as_ints l in let* supports := two l in
  let* l := list_at "signs" claim in let* l := every as_ints l in let* signs := two l in
  let* v := field "data" body in let* data := as_regression v in
  let* l := list_at "answers" body in let* answers := two l in
  let* m1 := as_move false (fst answers) in let* m2 := as_move false (snd answers) in
  let* a1 := as_stated (fst supports) (fst signs) (fst answers) in
  let* a2 := as_stated (snd supports) (snd signs) (snd answers) in
  Some {| pair_rows := rows; pair_columns := columns; pair_name := name; pair_margins := margins; pair_json := v;
          pair_data := data; first_move := m1; second_move := m2; first_answer := a1; second_answer := a2 |}.
Definition as_program_pair (certificate : json) : option program_pair :=
  let* claim := field "claim" certificate in
  let* body := field "witness" certificate in
  let* rows := int_at "rows" claim in
  let* columns := int_at "columns" claim in
  let* name := text_at "data_sha256" claim in
  let* allowed := as_tolerance claim in
  let* l := list_at "bases" claim in let* l := every as_ints l in let* bases := two l in
  let* l := list_at "places" claim in let* l := every as_text l in let* places := two l in
  let* v := field "data" body in let* data := as_program v in
  let* l := list_at "answers" body in let* answers := two l in
  let* m1 := as_move true (fst answers) in let* m2 := as_move true (snd answers) in
  let* a1 := as_basic (fst bases) (fst places) (fst answers) in
  let* a2 := as_basic (snd bases) (snd places) (snd answers) in
  Some {| programs_rows := rows; programs_columns := columns; programs_name := name; programs_allowed := allowed;
          programs_json := v; programs_data := data; move_one := m1; move_two := m2; basic_one := a1;
            basic_two := a2 |}.
Close Scope string_scope.

(** ** What it says *)

(** No ways at all stand for 0 everywhere. *)
Definition ways_for {A} (shape : list A) (ways : list Z) : list Z :=
  match ways with [] => map (fun _ => 0%Z) shape | _ => ways end.
(** Numbers, each moved by the step times its radius. *)
Definition shifted (by_ : Q) (radius : Q -> Q) (l : list Q) (ways : list Z) : list Q :=
  map2 (fun q way => q + inject_Z way * (by_ * radius q)) l (ways_for l ways).

Definition shifted_columns (radii : list Q) (mv : move) (cols : list (list Q)) : list (list Q) :=
  map2 (fun col p => shifted (step mv) (fun _ => fst p) col (snd p)) cols (combine radii (column_ways mv)).
Definition moved_columns (d : regression) (g : given) (mv : move) : list (list Q) :=
  shifted_columns (column_radii g) mv (matrix_entries d).
Definition moved_right (d : regression) (g : given) (mv : move) : list Q :=
  shifted (step mv) (fun _ => y_radius g) (entries (right d)) (right_ways mv).

Definition radius_at (t : tolerance) (exact : bool) (q : Q) : Q := if exact then 0 else radius_of t q.
Definition shifted_values (t : tolerance) (es : list bool) (mv : move) (values : list (list Q)) : list (list Q) :=
  map2 (fun col p => shifted (step mv) (radius_at t (fst p)) col (snd p)) values (combine es (column_ways mv)).
Definition shifted_cost (t : tolerance) (es : list bool) (mv : move) (l : list Q) : list Q :=
  map2 (fun q p => q + inject_Z (snd p) * (step mv * radius_at t (fst p) q)) l (combine es (ways_for l (cost_ways mv))).
Definition moved_entries (p : program) (t : tolerance) (mv : move) : list (list Q) :=
  densely p (shifted_values t (exact_flags t p) mv (map (fun col => entries (snd col)) (sparse p))).
Definition moved_demand (p : program) (t : tolerance) (mv : move) : list Q :=
  shifted (step mv) (radius_of t) (entries (demand p)) (right_ways mv).
Definition moved_price (p : program) (t : tolerance) (mv : move) : list Q :=
  shifted_cost t (exact_flags t p) mv (entries (price p)).

Definition stated_sign (a : stated) (j : nat) : Z := match sign_at (support a) (signs a) j with Some s => s | None =>
  0%Z end.

Section Meaning.
Context {K : ordered_field}.

(** The data moved so are within the radii, and have one minimiser, with the signs stated. *)
Definition answered (d : regression) (g : given) (mv : move) (a : stated) : Prop :=
  let A : nat -> nat -> K := matrix_in (moved_columns d g mv) in
  let y := vector_in (moved_right d g mv) in
  let l := vector_in (thresholds g) in
  within_radii d g A y l /\ answer_fits (column_count d) g a /\
  exists z, one_minimiser_is d g A y l z /\ has_signs (column_count d) (support a) (signs a) z.
Definition regression_pair_holds (c : regression_pair) : Prop :=
  let d := pair_data c in
  named (pair_name c) (pair_json c) /\ pair_rows c = Z.of_nat (row_count d) /\
  pair_columns c = Z.of_nat (column_count d) /\ data_fit d /\ given_fit (column_count d) (pair_margins c) /\
  answered d (pair_margins c) (first_move c) (first_answer c) /\
  answered d (pair_margins c) (second_move c) (second_answer c) /\
  exists j, (j < column_count d)%nat /\ 0 < nth j (thresholds (pair_margins c)) 0 /\
    stated_sign (first_answer c) j <> stated_sign (second_answer c) j.

Definition answered_program (p : program) (t : tolerance) (mv : move) (a : basic) : Prop :=
  let m := program_height p in
  let n := program_width p in
  let A : nat -> nat -> K := matrix_in (moved_entries p t mv) in
  let b := vector_in (moved_demand p t mv) in
  let c := vector_in (moved_price p t mv) in
  within_tolerance p t A b c /\ basis_suits m n (lower p) (upper p) (basis a) (places a) /\
  exists x, one_optimal_is m n (lower p) (upper p) A b c x /\ based_on m n (lower p) (upper p) (basis a) (places a) A x.
Definition program_pair_holds (c : program_pair) : Prop :=
  let p := programs_data c in
  named (programs_name c) (programs_json c) /\ programs_rows c = Z.of_nat (program_height p) /\
  programs_columns c = Z.of_nat (program_width p) /\ program_fits p /\
  tolerance_fits (program_width p) (programs_allowed c) /\
  answered_program p (programs_allowed c) (move_one c) (basic_one c) /\
  answered_program p (programs_allowed c) (move_two c) (basic_two c) /\
  exists j, (j < program_width p)%nat /\ nth j (places (basic_one c)) zero <> nth j (places (basic_two c)) zero.
End Meaning.

(** ** The checker *)

Definition ways_fit (count : Z) (ways : list Z) : bool :=
  match ways with [] => true | _ => (size ways =? count)%Z end && forallb (fun w => ((-1 <=? w) && (w <=? 1))%Z) ways.
Definition step_fits (mv : move) : bool := Qle_bool 0 (step mv) && Qle_bool (step mv) 1.

Definition check_move (m n : Z) (mv : move) : bool :=
  step_fits mv && (size (column_ways mv) =? n)%Z && forallb (ways_fit m) (column_ways mv) && ways_fit m (right_ways mv).
(** The instance moved, and without radii. *)
Definition moved_instance (it : instance) (mv : move) : instance :=
  {| cols := shifted_columns (eps_are it) mv (cols it);
     ys := shifted (step mv) (fun _ => eps_y it) (ys it) (right_ways mv);
     weights_are := weights_are it; ts := ts it; mus := mus it; eps_are := zeros (ts it); eps_y := 0;
     gs := zeros (ts it) |}.
Fixpoint spread_signs (fs : list bool) (signs : list Z) : list Z :=
  match fs with
  | [] => []
  | true :: fs => match signs with s :: signs => s :: spread_signs fs signs | [] => 0%Z :: spread_signs fs [] end
  | false :: fs => 0%Z :: spread_signs fs signs
  end.
Definition signs_of_all (it : instance) (a : stated) : list Z := spread_signs (flags (support a) 0 (cols it)) (signs a).
Definition check_regression_pair (c : regression_pair) : bool :=
  let n := pair_columns c in
  let m := pair_rows c in
  check_data (pair_name c) (pair_json c) m n (pair_data c) && check_given n (pair_margins c) &&
  check_move m n (first_move c) && check_move m n (second_move c) &&
  match instance_of (pair_data c) (pair_margins c) with
  | Some it =>
      let one := moved_instance it (first_move c) in
      let two := moved_instance it (second_move c) in
      check_stated one (first_answer c) && check_stated two (second_answer c) &&
      negb (all2 Z.eqb (signs_of_all one (first_answer c)) (signs_of_all two (second_answer c)))
  | None => false
  end.

Definition check_program_move (p : program) (mv : move) : bool :=
  step_fits mv && (size (column_ways mv) =? size (sparse p))%Z &&
  forallb (fun b => b) (map2 (fun col ways => ways_fit (size (fst (snd col))) ways) (sparse p) (column_ways mv)) &&
  ways_fit (size (fst (demand p))) (right_ways mv) && ways_fit (size (sparse p)) (cost_ways mv).
Definition moved_zprogram (p : program) (t : tolerance) (mv : move) : option zprogram :=
  let* l := together (demand p :: price p :: map snd (sparse p)) in
  match l with
  | b :: c :: values =>
      let es := exact_flags t p in
      let cols := densely p (shifted_values t es mv values) in
      Some {| zcols := cols; zdemand := shifted (step mv) (radius_of t) b (right_ways mv);
        zprice := shifted_cost t es mv c; zlower := lower p; zupper := upper p; col_radii := map zeros cols;
        demand_radii := zeros b; price_radii := zeros c |}
  | _ => None
  end.
Definition check_moved (p : program) (t : tolerance) (mv : move) (a : basic) : bool :=
  check_program_move p mv && match moved_zprogram p t mv with Some z => check_basis z a | None => false end.
Definition check_program_pair (c : program_pair) : bool :=
  check_program (programs_name c) (programs_json c) (programs_rows c) (programs_columns c) (programs_data c) &&
  check_tolerance (programs_columns c) (programs_allowed c) &&
  check_moved (programs_data c) (programs_allowed c) (move_one c) (basic_one c) &&
  check_moved (programs_data c) (programs_allowed c) (move_two c) (basic_two c) &&
  negb (all2 Ascii.eqb (places (basic_one c)) (places (basic_two c))).
