(** * Forms and limits of misses: what the kernel refuses though it may be true *)

From Coq Require Import ZArith QArith List Bool String.
From Barriers Require Import Json Numerals NetworkChecker Limits Duality MissChecker.
Import ListNotations.
Open Scope Z_scope.

Definition miss_forms (v : json) : bool :=
  keys_of "claim" ["answer"; "data_sha256"; "distance"; "eta"; "excess"; "lambda"; "problem"; "violation"] v &&
  keys_of "witness" ["cost"; "lower"; "matrix"; "modulus"; "push"; "rows"; "u"; "upper"; "x"; "y"] v &&
  one_of ["M"] v.

(** Products of A and of the vectors, and the elimination. *)
Definition miss_fits (c : miss) (v : json) : bool :=
  let pushed := match field "witness" v with
    | Some w => match field "push" w with Some Null => 0 | _ => size (push c) end
    | None => 0
    end in
  let data := (side c ++ cost_of c ++ List.concat (rows_of c))%list in
  let vectors := (point c ++ dual_of c ++ answer c ++ push c)%list in
  let common := bit_length (Zpos (common_of data 1)) in
  let common' := bit_length (Zpos (common_of vectors 1)) in
  let short := words_of (bits_of data + common) in
  let long := words_of (bits_of vectors + common') in
  let minor := size (chosen_rows c) in
  let count := size (point c) + size (dual_of c) + size (answer c) + pushed in
  (common <=? max_common) && (common' <=? max_common) &&
  (4 * size (List.concat (rows_of c)) * (8 + short * long) + 9 * minor * minor * minor + count * (8 + long * long)
    <=? max_work).
