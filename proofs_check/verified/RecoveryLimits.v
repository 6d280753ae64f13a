(** * Forms and limits of recoveries: what the kernel refuses though it may be true *)

From Coq Require Import ZArith QArith List Bool String.
From Barriers Require Import Json Numerals NetworkChecker Limits RecoveryCertificates.
Import ListNotations.
Open Scope Z_scope.

Definition recovery_forms (v : json) : bool :=
  keys_of "claim" ["bound"; "data_sha256"; "lambda"; "noise"; "order"; "z"] v &&
  keys_of "witness" ["gamma"; "isometry"; "matrix"; "residual"; "rho"; "scale"; "sharpness"; "u"; "y"] v &&
  one_of ["E0"] v.

(** The Gram matrix, and the products with A. *)
Definition recovery_fits (c : recovery) : bool :=
  let m := size (sensing c) in
  let n := size (recovered c) in
  let scalars := [gamma_stated c; isometry_stated c; residual_stated c; rho_stated c; recovery_scale c;
    sharpness_stated c; recovery_lambda c; noise c] in
  let numbers := (scalars ++ measured c ++ recovered c ++ recovery_dual c ++ List.concat (sensing c))%list in
  let common := bit_length (Zpos (common_of numbers 1)) in
  let words := words_of (bits_of numbers + common) in
  (common <=? max_common) && (m * n * (m + n) * (8 + words * words) <=? max_work).
