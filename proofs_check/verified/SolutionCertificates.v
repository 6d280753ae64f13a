(** * Certificates of T0: what they claim, and how they are checked

    Of exact data: a linear program has one minimiser, several, no feasible point, or feasible points of any cost
      below; a
    LASSO or elastic net has one minimiser, or several. *)

From Coq Require Import ZArith QArith Qabs List Lia Setoid Bool Ascii String PeanoNat.
From Barriers Require Import OrderedFields LinearSystems Regressions Programs.
From Barriers Require Import Json Sha256 Numerals NetworkChecker Intervals Blocks ListSums RegressionSides Minors.
From Barriers Require Import RegressionCertificates ProgramCertificates WitnessCertificates.
Import ListNotations.
Open Scope Q_scope.

(** A point, a dual vector, another point or a ray; rows, a modulus, and a push: why there is no other minimiser. *)
Record reasons := { at_point : option block; at_dual : option block; at_other : option block; minor_rows : list Z;
  modulus : Z; push : option block }.
Record solved_program := {
  solved_rows : Z;
  solved_columns : Z;
  solved_name : string;
  outcome : string;
  solved_support : option (list Z);
  solved_json : json;
  solved_data : program;
  why : reasons
}.
Record solved_regression := {
  lasso_rows : Z;
  lasso_columns : Z;
  lasso_name : string;
  lasso_outcome : string;
  lasso_support : option (list Z);
  lasso_thresholds : list Q;
  lasso_ridge : list Q;
  lasso_json : json;
  lasso_data : regression;
  lasso_why : reasons
}.

(** ** Reading *)

Open Scope string_scope.
Definition block_or_null (name : string) (v : json) : option (option block) :=
  let* w := field name v in perhaps (as_block_within max_long) w.
Definition as_reasons (body : json) : option reasons :=
  let* x := block_or_null "x" body in
  let* u := block_or_null "u" body in
  let* other := block_or_null "other" body in
  let* push := block_or_null "push" body in
  let* rows := ints_at "rows" body in
  let* modulus := int_at "modulus" body in
  Some {| at_point := x; at_dual := u; at_other := other; minor_rows := rows; modulus := modulus; push := push |}.
Definition as_solved_program (certificate : json) : option solved_program :=
  let* claim := field "claim" certificate in
  let* body := field "witness" certificate in
  let* rows := int_at "rows" claim in
  let* columns := int_at "columns" claim in
  let* name := text_at "data_sha256" claim in
  let* outcome := text_at "outcome" claim in
  let* s := field "support" claim in let* support := perhaps as_ints s in
  let* v := field "data" body in let* data := as_program v in
  let* why := as_reasons body in
  Some {| solved_rows := rows; solved_columns := columns; solved_name := name; outcome := outcome;
          solved_support := support; solved_json := v; solved_data := data; why := why |}.
Definition as_solved_regression (certificate : json) : option solved_regression :=
  let* claim := field "claim" certificate in
  let* body := field "witness" certificate in
  let* rows := int_at "rows" claim in
  let* columns := int_at "columns" claim in
  let* name := text_at "data_sha256" claim in
  let* outcome := text_at "outcome" claim in
  let* s := field "support" claim in let* support := perhaps as_ints s in
  let* thresholds := numbers_at "thresholds" claim in
  let* ridge := numbers_at "ridge" claim in
  let* v := field "data" body in let* data := as_regression v in
  let* why := as_reasons body in
  Some {| lasso_rows := rows; lasso_columns := columns; lasso_name := name; lasso_outcome := outcome;
          lasso_support := support; lasso_thresholds := thresholds; lasso_ridge := ridge; lasso_json := v;
          lasso_data := data; lasso_why := why |}.
Close Scope string_scope.

(** ** What it says *)

Section Meaning.
Context {K : ordered_field}.
Open Scope field_scope.
Local Notation "0" := (@fzero K) : field_scope.

Definition differ (n : nat) (x z : nat -> K) : Prop := exists j, (j < n)%nat /\ ~ x j == z j.

Definition solved_program_holds (c : solved_program) : Prop :=
  let p := solved_data c in
  let m := program_height p in
  let n := program_width p in
  let A : nat -> nat -> K := matrix_in (program_entries p) in
  let b := vector_in (entries (demand p)) in
  let d := vector_in (entries (price p)) in
  let low := bound_in (lower p) in
  let high := bound_in (upper p) in
  let possible := feasible m n low high A b in
  let minimiser := optimal m n low high A b d in
  named (solved_name c) (solved_json c) /\ solved_rows c = Z.of_nat m /\ solved_columns c = Z.of_nat n /\
    program_fits p /\
  (outcome c = "one"%string /\ (exists x, one_optimal_is m n (lower p) (upper p) A b d x /\
      exists support, solved_support c = Some support /\
      forall j, (j < n)%nat -> (In (Z.of_nat j) support <-> above (low j) (x j) /\ under (high j) (x j))) \/
   outcome c = "several"%string /\ (exists x z, minimiser x /\ minimiser z /\ differ n x z) \/
   outcome c = "infeasible"%string /\ (forall x, ~ possible x) \/
   outcome c = "unbounded"%string /\ (forall v, exists x, possible x /\ objective n d x < v)).

Definition solved_regression_holds (c : solved_regression) : Prop :=
  let d := lasso_data c in
  let m := row_count d in
  let n := column_count d in
  let minimiser := minimises m n (vector_in (weight_entries d)) (vector_in (lasso_ridge c)) (matrix_in
    (matrix_entries d))
    (vector_in (entries (right d))) (vector_in (lasso_thresholds c)) : (nat -> K) -> Prop in
  named (lasso_name c) (lasso_json c) /\ lasso_rows c = Z.of_nat m /\ lasso_columns c = Z.of_nat n /\ data_fit d /\
  (List.length (lasso_thresholds c) = n /\ Forall (fun q => (0 <= q)%Q) (lasso_thresholds c)) /\
  (List.length (lasso_ridge c) = n /\ Forall (fun q => (0 <= q)%Q) (lasso_ridge c)) /\
  (lasso_outcome c = "one"%string /\ (exists x, (minimiser x /\ forall z, minimiser z -> forall j, (j < n)%nat ->
    z j == x j) /\
      exists support, lasso_support c = Some support /\
      forall j, (j < n)%nat -> (In (Z.of_nat j) support <-> ~ x j == 0)) \/
   lasso_outcome c = "several"%string /\ (exists x z, minimiser x /\ minimiser z /\ differ n x z)).
End Meaning.

(** ** The checker *)

(** The rows are different, and some of those that count. *)
Fixpoint distinct (l : list Z) : bool :=
  match l with [] => true | i :: l => negb (existsb (Z.eqb i) l) && distinct l end.
Definition rows_fit (counts : list bool) (rows : list Z) : bool :=
  let m := size counts in
  distinct rows && forallb (fun i => (0 <=? i)%Z && ((i <? m)%Z && nth (Z.to_nat i) counts false)) rows.
Definition independent (w : reasons) (counts : list bool) (cols : list (list Q)) : bool :=
  rows_fit counts (minor_rows w) && check_minor (modulus w) (map Z.to_nat (minor_rows w)) cols.
Definition no_reasons (w : reasons) : bool := match minor_rows w with [] => (modulus w =? 2)%Z | _ => false end.
Definition all_zero (l : list Q) : bool := forallb (fun q => Qeq_bool q 0) l.
Fixpoint unlike (x z : list Q) : bool :=
  match x, z with a :: x, b :: z => if Qeq_bool a b then unlike x z else true | _, _ => false end.

(** The data of a program, aligned; the images of a point. *)
Record exact_program := { ecols : list (list Q); edemand : list Q; eprice : list Q }.
Definition exact_of (p : program) : option exact_program :=
  let* l := together (demand p :: price p :: map snd (sparse p)) in
  match l with
  | b :: c :: values => Some {| ecols := densely p values; edemand := b; eprice := c |}
  | _ => None
  end.
Definition holds_at (l u : option Q) (q : Q) : bool :=
  match l with Some a => Qle_bool a q | None => true end && match u with Some a => Qle_bool q a | None => true end.
Definition is_bound (o : option Q) (q : Q) : bool := match o with Some a => Qeq_bool a q | None => false end.
Definition apply_columns (e : exact_program) (xs : list Q) : list Q := combined xs (ecols e) (zeros (edemand e)).
Definition check_feasible (p : program) (e : exact_program) (xs : list Q) : bool :=
  (size xs =? size (ecols e))%Z && all_zero (map2 qsub (edemand e) (apply_columns e xs)) &&
  forallb (fun b => b) (map2 (fun b q => holds_at (fst b) (snd b) q) (combine (lower p) (upper p)) xs).
Definition slopes_at (e : exact_program) (us : list Q) : list Q :=
  map2 (fun col q => qsub q (qdot col us)) (ecols e) (eprice e).
Definition check_complementary (p : program) (slopes xs : list Q) : bool :=
  forallb (fun b => b) (map2 (fun s t => (negb (qlt 0 s) || is_bound (fst (fst t)) (snd t)) &&
    (negb (qlt s 0) || is_bound (snd (fst t)) (snd t))) slopes (combine (combine (lower p) (upper p)) xs)).
(** Strictly between its bounds; held by both. *)
Definition free_at (b : option Q * option Q) (q : Q) : bool :=
  match fst b with Some a => qlt a q | None => true end && match snd b with Some a => qlt q a | None => true end.
Definition fixed_at (b : option Q * option Q) (q : Q) : bool := is_bound (fst b) q && is_bound (snd b) q.
Definition furthest (s : Q) (b : option Q * option Q) : option Q :=
  if qlt 0 s then snd b else if qlt s 0 then fst b else Some 0.
Definition check_ray (p : program) (e : exact_program) (ds : list Q) : bool :=
  (size ds =? size (ecols e))%Z && all_zero (apply_columns e ds) &&
  forallb (fun b => b) (map2 (fun b q => match fst b with Some _ => Qle_bool 0 q | None => true end &&
    match snd b with Some _ => Qle_bool q 0 | None => true end) (combine (lower p) (upper p)) ds) &&
  qlt (qdot (eprice e) ds) 0.

Definition check_one_program (p : program) (e : exact_program) (w : reasons) (support : list Z) (xs us : list Q) :
  bool :=
  let bounds := combine (lower p) (upper p) in
  let slopes := slopes_at e us in
  let movable := map2 (fun s t => Qeq_bool s 0 && negb (fixed_at (fst t) (snd t))) slopes (combine bounds xs) in
  check_feasible p e xs && (size us =? size (edemand e))%Z && check_complementary p slopes xs &&
  all2 Z.eqb support (keep true (map2 free_at bounds xs) (numbered 0 (ecols e))) &&
  independent w (map (fun _ => true) (edemand e)) (keep true movable (ecols e)).
Definition check_several_programs (p : program) (e : exact_program) (xs us zs : list Q) : bool :=
  let slopes := slopes_at e us in
  check_feasible p e xs && (size us =? size (edemand e))%Z && check_complementary p slopes xs &&
  check_feasible p e zs && check_complementary p slopes zs && unlike xs zs.
Definition check_infeasible (p : program) (e : exact_program) (us : list Q) : bool :=
  let slopes := map (fun col => qdot col us) (ecols e) in
  (size us =? size (edemand e))%Z &&
  match every (fun t => furthest (fst t) (snd t)) (combine slopes (combine (lower p) (upper p))) with
  | Some ends => qlt (qdot slopes ends) (qdot us (edemand e))
  | None => false
  end.
Definition check_solved_program (c : solved_program) : bool :=
  let p := solved_data c in
  let w := why c in
  check_program (solved_name c) (solved_json c) (solved_rows c) (solved_columns c) p &&
  match push w with None => true | Some _ => false end &&
  match exact_of p with
  | Some e =>
      if String.eqb (outcome c) "one" then
        match at_point w, at_dual w, at_other w, solved_support c with
        | Some x, Some u, None, Some support => check_one_program p e w support (entries x) (entries u)
        | _, _, _, _ => false
        end
      else no_reasons w && match solved_support c with None => true | Some _ => false end &&
        if String.eqb (outcome c) "several" then
          match at_point w, at_dual w, at_other w with
          | Some x, Some u, Some z => check_several_programs p e (entries x) (entries u) (entries z)
          | _, _, _ => false
          end
        else if String.eqb (outcome c) "infeasible" then
          match at_point w, at_dual w, at_other w with
          | None, Some u, None => check_infeasible p e (entries u)
          | _, _, _ => false
          end
        else if String.eqb (outcome c) "unbounded" then
          match at_point w, at_dual w, at_other w with
          | Some x, None, Some z => check_feasible p e (entries x) && check_ray p e (entries z)
          | _, _, _ => false
          end
        else false
  | None => false
  end.

(** ** Regressions *)

(** Correlation, threshold, entry: |c| <= t, and t |x| = c x. *)
Definition fits_at (c : Q) (t : Q * Q) : bool :=
  Qle_bool (Qabs c) (fst t) && Qeq_bool (fst t * Qabs (snd t)) (c * snd t).
Definition correlations (it : instance) (xs : list Q) : list Q :=
  let r := map2 qsub (ys it) (combined xs (cols it) (zeros (ys it))) in
  map2 (fun col t => qsub (weighed (weights_are it) col r) (qmul (fst t) (snd t))) (cols it) (combine (mus it) xs).
Definition check_optimal (it : instance) (xs : list Q) : bool :=
  (size xs =? size (cols it))%Z && forallb (fun b => b) (map2 fits_at (correlations it xs) (combine (ts it) xs)).
(** Correlation, threshold, ridge: the entry may move. *)
Definition may_move (c : Q) (t : Q * Q) : bool := Qeq_bool (Qabs c) (fst t) && Qeq_bool (snd t) 0.
(** The push does not move the entry, or from its side. *)
Definition held_at (free : bool) (v : Q) (c : Q) (t : Q * Q) : bool :=
  negb free || Qeq_bool v 0 || (Qeq_bool (snd t) 0 && negb (Qeq_bool (fst t) 0) && negb (Bool.eqb (qlt 0 v) (qlt 0 c))).
Definition check_one_regression (it : instance) (w : reasons) (support : list Z) (xs : list Q) : bool :=
  let cs := correlations it xs in
  let free := map2 may_move cs (combine (ts it) (mus it)) in
  let counts := map (fun q => negb (Qeq_bool q 0)) (weights_are it) in
  let pushed := match push w with Some b => entries b | None => zeros (ys it) end in
  let pushed := map2 (fun (k : bool) q => if k then q else 0) counts pushed in
  let moves := map (qdot pushed) (cols it) in
  check_optimal it xs && (size pushed =? size (ys it))%Z &&
  match push w with Some b => (size (fst b) =? size (ys it))%Z | None => true end &&
  all2 Z.eqb support (keep true (map (fun q => negb (Qeq_bool q 0)) xs) (numbered 0 (cols it))) &&
  forallb (fun b => b) (map2 (fun t s => held_at (fst t) (snd t) (fst s) (snd s)) (combine free moves)
    (combine cs (combine (ts it) xs))) &&
  independent w counts (keep true (map2 (fun (f : bool) v => f && Qeq_bool v 0) free moves) (cols it)).
Definition check_several_regressions (it : instance) (xs zs : list Q) : bool :=
  check_optimal it xs && check_optimal it zs && unlike xs zs.

Definition plain (n : list Q) (thresholds ridge : list Q) : given :=
  {| thresholds := thresholds; ridge := ridge; column_radii := n; y_radius := 0; threshold_radii := n |}.
Definition check_solved_regression (c : solved_regression) : bool :=
  let d := lasso_data c in
  let w := lasso_why c in
  let n := lasso_columns c in
  check_data (lasso_name c) (lasso_json c) (lasso_rows c) n d &&
  none_negative n (lasso_thresholds c) && none_negative n (lasso_ridge c) &&
  match instance_of d (plain (zeros (lasso_thresholds c)) (lasso_thresholds c) (lasso_ridge c)) with
  | Some it =>
      if String.eqb (lasso_outcome c) "one" then
        match at_point w, at_dual w, at_other w, lasso_support c with
        | Some x, None, None, Some support => check_one_regression it w support (entries x)
        | _, _, _, _ => false
        end
      else no_reasons w && match push w with None => true | Some _ => false end &&
        match lasso_support c with None => true | Some _ => false end &&
        if String.eqb (lasso_outcome c) "several" then
          match at_point w, at_dual w, at_other w with
          | Some x, None, Some z => check_several_regressions it (entries x) (entries z)
          | _, _, _ => false
          end
        else false
  | None => false
  end.
