(** * What is refused of the kinds of T though it may be true: forms, and the kernel's limits on sizes and on work

    Nothing here makes a certificate accepted, so no theorem rests on it (see Limits.v). *)

From Coq Require Import ZArith QArith List Bool Ascii String.
From Barriers Require Import Json Numerals NetworkChecker Limits Blocks ListSums RegressionCertificates
  ProgramCertificates PairCertificates SolutionCertificates.
Import ListNotations.
Open Scope string_scope.
Open Scope Z_scope.

Definition problem_is (name : string) (v : json) : bool :=
  match (let* claim := field "claim" v in text_at "problem" claim) with Some s => String.eqb s name | None => false end.

(** ** Sizes and work, counted as the kernel counts them *)

Definition bits_in (zs : list Z) : Z := fold_left (fun most z => Z.max most (bit_length z)) zs 0.
Definition numerators (qs : list Q) : list Z := map Qnum qs.
Definition most_bits (l : list (list Z)) : Z := fold_left (fun most zs => Z.max most (bits_in zs)) l 0.
(** So many multiplications of numbers of so many bits. *)
Definition effort (count a b : Z) : Z := count * (8 + words_of a * words_of b).
Definition stored (count bits : Z) : bool := count * bits <=? max_bits.
Definition short_common (D : positive) : bool := bit_length (Zpos D) <=? max_common.
Definition over_common (bs : list block) : positive := fold_left common_block bs 1%positive.

Definition leading : Z := 24.
Definition weight_block (d : regression) : block := match row_weights d with Some b => b | None =>
  (map (fun _ => 1) (fst (right d)), 1%positive) end.

(** Columns and y in integers; what is checked of an answer to them. *)
Definition aligned_work (m n : Z) (parts : list block) (weights : block) (g : given) (a : stated) : Z :=
  let below := over_common parts in
  let place := over_common [point a; width a] in
  let unit := common_of (thresholds g ++ ridge g ++ column_radii g ++ threshold_radii g ++ [y_radius g]) 1 in
  let scale := Zpos below * Zpos below * Zpos (snd weights) in
  let entry := most_bits (map fst parts) in
  let long := bit_length (Zpos below) in
  let level := bits_of (thresholds g ++ ridge g ++ column_radii g ++ threshold_radii g) + bit_length (Zpos unit) in
  let above := bit_length (Zpos place * scale) in
  let count := n + 1 in
  if short_common below && short_common place && short_common unit && stored (count * m) (entry + long) &&
     stored (4 * n) (level + above)
  then effort (count * m) entry long + effort (4 * n) level above else max_work + 1.

Definition stated_work (m n k : Z) (columns : list (list Q)) (y : list Q) (weights : block) (g : given) (a : stated) :
  Z :=
  let place := over_common [point a; width a] in
  let unit := bit_length (Zpos (common_of (thresholds g ++ ridge g ++ column_radii g ++ threshold_radii g ++ [y_radius
    g]) 1)) in
  let entry := most_bits (map numerators columns) in
  let heavy := entry + bits_in (fst weights) in
  let x := match together [point a; width a] with Some l => most_bits (map numerators l) | None => 0 end in
  let row := bits_in (fst (inverse a) ++ fst (combinations a)) in
  let gram := entry + heavy + bit_length m + unit in
  let rest := bits_in (map (fun q => Qnum q * Zpos place) y) + x + entry in
  let side := 2 * row + 2 * unit + Z.max (rest + heavy) (gram + x) in
  if stored (m * k) (entry + heavy) && stored (k * k) (gram + row)
  then effort (2 * k * m) x heavy + effort (k * m) entry (k * (entry + heavy)) + effort (m * n) leading (3 * k *
    leading) +
    effort (2 * m * n) heavy rest + effort (n * k) row (k * (gram + row)) + effort (12 * n * k) side side
  else max_work + 1.

Definition regression_trust_forms (v : json) : bool :=
  keys_of "claim" ["columns"; "data_sha256"; "problem"; "ridge"; "rows"; "signs"; "support"; "thresholds";
    "within"] v &&
  keys_of "witness" ["combinations"; "data"; "inverse"; "width"; "x"] v && problem_is "LASSO" v.
Definition regression_trust_fits (c : regression_trust) : bool :=
  let d := data c in
  let a := answer c in
  let m := size (fst (right d)) in
  let n := size (columns d) in
  match together (right d :: columns d) with
  | Some (y :: cols) =>
      aligned_work m n (right d :: columns d) (weight_block d) (margins c) a +
      stated_work m n (size (support a)) cols y (weight_block d) (margins c) a <=? max_work
  | _ => false
  end.

(** ** Linear programs *)

(** Vectors brought over one denominator. *)
Definition together_work (bs : list block) : Z :=
  let D := over_common bs in
  if short_common D && forallb (fun b => stored (size (fst b)) (bits_in (fst b) + bit_length (Zpos D / Zpos (snd b))))
    bs
  then fold_left (fun total b => total + effort (size (fst b)) (bits_in (fst b)) (bit_length (Zpos D / Zpos (snd b))))
    bs 0
  else max_work + 1.
Definition program_blocks (p : program) : list block := (map snd (sparse p) ++ [demand p; price p])%list.
Definition scaled_block (qs : list Q) : block :=
  let D := common_of qs 1 in (map (fun q => Qnum q * (Zpos D / QDen q)) qs, D).
Definition entry_count (p : program) : Z := fold_left (fun n col => n + size (fst col)) (sparse p) 0.

(** What is checked of a basis; the data are integers over D. *)
Definition basis_work (m n entries : Z) (values : list (list Z)) (D : positive) (t : tolerance) (lows highs : list
  (option Q))
    (a : basic) : Z :=
  let fs := flags (basis a) 0 (places a) in
  let fixed := scaled_block (map2 (fun f q => if f : bool then 0%Q else q) fs
    (map2 (fun c b => value_or (if (c =? "U")%char then snd b else fst b)) (places a) (combine lows highs))) in
  let points := [near_point a; near_width a; fixed] in
  let duals := [dual_point a; dual_width a] in
  let over_of bs := Zpos (over_common bs) in
  let scaled bs := map (fun b => map (fun z => z * (over_of bs / Zpos (snd b))) (fst b)) bs in
  let within := scaled_block [relative t; absolute t] in
  let short := most_bits ([Zpos D] :: values) in
  let long := most_bits ([over_of points; over_of duals; Zpos (snd within)] :: fst within :: (scaled points ++ scaled
    duals)%list) in
  let inv := bits_in (fst (inverse_of a)) in
  let table := inv + short + bit_length m + 8 in
  let prepared bits := effort entries short (m * bits) in
  if short_common (snd fixed) && short_common (snd within) && stored n (bit_length (Zpos (snd fixed)) + bits_in
    (fst fixed)) &&
     stored (m * m) table
  then together_work points + together_work duals +
    effort (24 * m * n) (2 * short + long + inv + bit_length (Zpos (snd (inverse_of a)))) (short + 3 * long) +
    prepared table + prepared table + prepared (table + short)
  else max_work + 1.

Definition program_integers (p : program) : list (list Z) :=
  let D := Zpos (over_common (program_blocks p)) in
  map (fun b => map (fun z => z * (D / Zpos (snd b))) (fst b)) (program_blocks p).
Definition program_trust_forms (v : json) : bool :=
  keys_of "claim" ["basis"; "columns"; "data_sha256"; "places"; "problem"; "rows"; "within"] v &&
  keys_of "witness" ["data"; "dual_width"; "inverse"; "u"; "width"; "x"] v && problem_is "LP" v.
Definition program_trust_fits (c : program_trust) : bool :=
  let p := posed_program c in
  (together_work (program_blocks p) <=? max_work) &&
  (basis_work (size (fst (demand p))) (size (sparse p)) (entry_count p) (program_integers p)
    (over_common (program_blocks p)) (allowed c) (lower p) (upper p) (based c) <=? max_work).

(** ** Two answers; what the moves add to the size of the numbers is not counted *)

Definition answers_have (keys : list string) (v : json) : bool :=
  match (let* body := field "witness" v in list_at "answers" body) with
  | Some l => forallb (has_keys keys) l
  | None => false
  end.
Definition regression_pair_forms (v : json) : bool :=
  keys_of "claim" ["columns"; "data_sha256"; "problem"; "ridge"; "rows"; "signs"; "supports"; "thresholds";
    "within"] v &&
  keys_of "witness" ["answers"; "data"] v &&
  answers_have ["combinations"; "corner"; "inverse"; "step"; "width"; "x"] v && one_of ["T3"] v.
Definition program_pair_forms (v : json) : bool :=
  keys_of "claim" ["bases"; "columns"; "data_sha256"; "places"; "problem"; "rows"; "within"] v &&
  keys_of "witness" ["answers"; "data"] v &&
  answers_have ["corner"; "dual_width"; "inverse"; "step"; "u"; "width"; "x"] v && one_of ["T3"] v.
Definition regression_pair_fits (c : regression_pair) : bool :=
  let d := pair_data c in
  let g := pair_margins c in
  let m := size (fst (right d)) in
  let n := size (columns d) in
  let parts := (right d :: columns d)%list in
  match together parts with
  | Some (y :: cols) =>
      let one a := aligned_work m n parts (weight_block d) g a + stated_work m n (size (support a)) cols y
        (weight_block d) g a in
      one (first_answer c) + one (second_answer c) <=? max_work
  | _ => false
  end.
Definition program_pair_fits (c : program_pair) : bool :=
  let p := programs_data c in
  let one a := basis_work (size (fst (demand p))) (size (sparse p)) (entry_count p) (program_integers p)
    (over_common (program_blocks p)) (programs_allowed c) (lower p) (upper p) a in
  (together_work (program_blocks p) <=? max_work) && (one (basic_one c) + one (basic_two c) <=? max_work).

(** ** Exact answers *)

Definition reason_blocks (w : reasons) : list block :=
  flat_map (fun o => match o with Some b => [b] | None => [] end) [at_point w; at_dual w; at_other w; push w].
(** Products of so many numbers of so many bits with the vectors, and the elimination. *)
Definition exact_work (w : reasons) (count bits : Z) : Z :=
  let long := most_bits (map (fun b => Zpos (snd b) :: fst b) (reason_blocks w)) in
  let k := size (minor_rows w) in
  effort (8 * count) bits (bits + long) + effort (k * k * k) 64 0 + effort (2 * k * k) bits bits.
Definition solution_forms (v : json) : bool :=
  keys_of "witness" ["data"; "modulus"; "other"; "push"; "rows"; "u"; "x"] v && one_of ["T0"] v.
Definition program_solution_forms (v : json) : bool :=
  keys_of "claim" ["columns"; "data_sha256"; "outcome"; "problem"; "rows"; "support"] v && solution_forms v.
Definition regression_solution_forms (v : json) : bool :=
  keys_of "claim" ["columns"; "data_sha256"; "outcome"; "problem"; "ridge"; "rows"; "support"; "thresholds"] v &&
  solution_forms v.
Definition solved_program_fits (c : solved_program) : bool :=
  let p := solved_data c in
  let ends := flat_map (fun o => match o with Some q => [Qnum q; QDen q] | None => [] end) (lower p ++ upper p) in
  let bits := most_bits ((Zpos (over_common (program_blocks p)) :: ends)%list :: program_integers p) in
  (together_work (program_blocks p) <=? max_work) &&
  (exact_work (why c) (size (fst (demand p)) + size (sparse p) + entry_count p) bits <=? max_work).
Definition solved_regression_fits (c : solved_regression) : bool :=
  let d := lasso_data c in
  let parts := (columns d ++ [right d])%list in
  let D := over_common parts in
  let penalties := scaled_block (lasso_thresholds c ++ lasso_ridge c) in
  let weights := weight_block d in
  let bits := most_bits ([Zpos D] :: map (fun b => map (fun z => z * (Zpos D / Zpos (snd b))) (fst b)) parts) +
    bits_in (Zpos (snd weights) :: Zpos (snd penalties) :: fst weights ++ fst penalties)%list in
  (together_work parts <=? max_work) && short_common (snd penalties) &&
  (exact_work (lasso_why c) ((size (fst (right d)) + 1) * (size (columns d) + 1)) bits <=? max_work).
