(** * Forms and limits of T0 for P1 and P3: what the kernel refuses though it may be true *)

From Coq Require Import ZArith QArith List Bool Ascii String.
From Barriers Require Import Json Numerals Limits Blocks RegressionCertificates TrustLimits RootCertificates.
Import ListNotations.
Open Scope string_scope.
Open Scope Z_scope.

Definition rooted_forms (v : json) : bool :=
  keys_of "claim" ["columns"; "data_sha256"; "eta"; "lambda"; "outcome"; "problem"; "rows"; "support"] v &&
  keys_of "witness" ["data"; "modulus"; "push"; "root"; "rows"; "square"; "u"; "x"] v && one_of ["T0"] v.

Definition blocks_of (os : list (option block)) : list block :=
  flat_map (fun o => match o with Some b => [b] | None => [] end) os.
(** Products of A with vectors, the residual, squares, signs, and the elimination. *)
Definition rooted_work (c : rooted) : Z :=
  let d := rooted_data c in
  let m := size (fst (right d)) in
  let n := size (columns d) in
  let k := size (rooted_minor_rows c) in
  let parts := (columns d ++ [right d])%list in
  let D := Zpos (over_common parts) in
  let short := most_bits ([D] :: map (fun b => map (fun z => z * (D / Zpos (snd b))) (fst b)) parts) in
  let long := 2 * most_bits (map (fun b => Zpos (snd b) :: fst b)
    (blocks_of [rooted_point c; rooted_root c; rooted_dual c; rooted_push c])) in
  let square := rooted_square c in
  effort (4 * m * (n + 1)) short (short + long) + effort (2 * m) (short + long) (short + long) +
  effort (8 * (n + 1)) (2 * short + long) (2 * short + long) +
  effort (8 * (n + 1)) (4 * short + 2 * long) (bits_in [Qnum square; QDen square]) +
  effort (k * k * k) (bit_length (rooted_modulus c)) 0 + effort (2 * k * k) short short.
Definition rooted_fits (c : rooted) : bool :=
  let d := rooted_data c in
  (together_work (columns d ++ [right d]) <=? max_work) && (rooted_work c <=? max_work) &&
  match rooted_support c with
  | Some support => needless c support ||
      (together_work (blocks_of [rooted_point c; rooted_root c; rooted_dual c]) <=? max_work)
  | None => true
  end.
