(** * What is refused of certificates of U though it may be true: forms and limits

    As in [Limits]: no theorem rests on it. *)

From Coq Require Import ZArith QArith List Bool String.
From Barriers Require Import Json Numerals NetworkChecker UniversalCertificates.
From Barriers Require Limits.
Import ListNotations.
Open Scope Z_scope.

Definition universal_forms (v : json) : bool :=
  Limits.keys_of "claim" ["box"; "broken"; "budget"; "data_sha256"; "eta"; "eta_norm"; "indices_sha256";
    "network_sha256"; "points"; "radius"; "right_after"; "right_before"; "scalings"; "threshold"; "widths";
    "wrong_after"; "wrong_before"] v &&
  Limits.keys_of "witness" ["data"; "indices"; "network"; "pieces"] v && Limits.one_of ["U"] v &&
  match field "witness" v with
  | Some w => Limits.keys_of "data" ["labels"; "rows"; "scale"] w
  | None => false
  end.

(** The work of two evaluations a point, and of two a piece that spare the first layer. *)
Definition add_layer (later : Z) (l : zlayer) (so_far : Z * Z * Z) : Z * Z * Z :=
  let '(total, bits, times) := so_far in
  let entry := fold_left (fun most r => Z.max (Limits.bit_length (snd r))
    (fold_left (fun m z => Z.max m (Limits.bit_length z)) (fst r) most)) (zrows l)
      (Limits.bit_length (Zpos (zden l))) in
  let row := match zrows l with r :: _ => size (fst r) + 1 | [] => 0 end in
  (total + times * (100 + size (zrows l) * row * (8 + (1 + bits / 64) * (1 + entry / 64))),
   bits + entry + Limits.bit_length row, later).
Definition universal_fits (c : universal) : bool :=
  forallb Limits.layer_fits (inner_layers c) && Limits.layer_fits (outer_layer c) &&
  match moving_of c with
  | Some m =>
      let common := Limits.bit_length (Zpos (denominator_of m)) in
      let numbers := data_scale c :: tolerance c :: fst (multiples c) :: snd (multiples c) :: mover c in
      let bits := common + Limits.bits_of numbers + 64 in
      let most := fold_left (fun b row => fold_left (fun b v => Z.max b (Limits.bit_length v)) row b) (data_rows c) 0 in
      let first := 2 * size (data_rows c) in
      let all := first + 2 * allowance c in
      let '(total, _, _) := fold_left (fun s l => add_layer all l s)
        (first_layer m :: next_layers m ++ [last_layer m])%list (500 * all, bits + most, first) in
      (common <=? Limits.max_common) && (total <=? Limits.max_work)
  | None => false
  end.
