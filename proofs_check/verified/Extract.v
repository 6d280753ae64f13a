(** * The checker as OCaml, its integers those of Zarith, its characters OCaml's

    What stands here is outside the proofs: that Zarith's functions are those of Rocq's integers, of which they take the
    place.  docs/kernel.md lists what else is.  Names are whole, and no file of ours is imported: so none can put another
    definition in the place of one that is meant. *)

From Coq Require Import ZArith NArith Ascii.
From Coq Require Import Extraction ExtrOcamlBasic ExtrOcamlString ExtrOcamlZBigInt.
From Barriers Require Sha256 Verified.

(** Words of 32 bits are machine integers, of at least 63. *)
Extract Inductive Barriers.Sha256.word => "int" [ "Big_int_Z.int_of_big_int" ] "(fun f x -> f (Big_int_Z.big_int_of_int x))".
Extract Constant Barriers.Sha256.plus => "(fun x y -> (x + y) land 0xffffffff)".
Extract Constant Barriers.Sha256.wand => "(land)".
Extract Constant Barriers.Sha256.wor => "(lor)".
Extract Constant Barriers.Sha256.wxor => "(lxor)".
Extract Constant Barriers.Sha256.shift => "(fun n x -> x lsr n)".
Extract Constant Barriers.Sha256.rotate => "(fun n x -> ((x lsr n) lor (x lsl (32 - n))) land 0xffffffff)".
Extract Constant Barriers.Sha256.followed => "(fun x y -> (x lsl 8) lor y)".
Extract Constant Barriers.Sha256.word_of_ascii => "Char.code".

Extract Constant Z.gcd => "Big_int_Z.gcd_big_int".
Extract Constant Z.log2 =>
  "Big_int_Z.(fun z -> if sign_big_int z <= 0 then zero_big_int else big_int_of_int (Z.numbits z - 1))".
Extract Constant Z.sgn => "Big_int_Z.(fun z -> big_int_of_int (sign_big_int z))".
Extract Constant Z.leb => "Big_int_Z.le_big_int".
Extract Constant Z.ltb => "Big_int_Z.lt_big_int".
Extract Constant Z.odd => "Big_int_Z.(fun z -> sign_big_int (and_big_int z unit_big_int) <> 0)".
Extract Constant Z.even => "Big_int_Z.(fun z -> sign_big_int (and_big_int z unit_big_int) = 0)".
Extract Constant N.leb => "Big_int_Z.le_big_int".
Extract Constant N_of_ascii => "(fun c -> Big_int_Z.big_int_of_int (Char.code c))".

Extraction Language OCaml.
Extraction "checker.ml" Barriers.Verified.verdict Barriers.Sha256.sha256.
