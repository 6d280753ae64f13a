(** * What is refused though it may be true: the forms and the limits of the kernel

    Nothing here makes a certificate accepted, so no theorem rests on it.  It is here so that the verdicts are the
    kernel's. *)

From Coq Require Import ZArith QArith List Bool String.
From Barriers Require Import Json Numerals NetworkChecker Settings InstabilityCertificates WitnessCertificates
  Duality MinimiserCertificates SeparationChecker.
Import ListNotations.
Open Scope Z_scope.

(** ** Forms *)

Definition schema : string := "barriers/2".
Definition max_bytes : Z := 67108864.
Definition max_entries : Z := 32.
Definition max_text : Z := 500.

Definition short_text (s : string) : bool := characters s 0 <=? max_text.
Definition check_provenance (v : json) : bool :=
  match v with
  | Object l => (size l <=? max_entries) &&
      forallb (fun e => short_text (fst e) && match snd e with Text s => short_text s | _ => false end) l
  | _ => false
  end.
Definition check_top (v : json) : bool :=
  match field "provenance" v with
  | Some p => has_keys ["claim"; "kind"; "provenance"; "result"; "schema"; "witness"] v && check_provenance p
  | None => has_keys ["claim"; "kind"; "result"; "schema"; "witness"] v
  end && match text_at "schema" v with Some s => String.eqb s schema | None => false end.

Definition keys_of (name : string) (keys : list string) (v : json) : bool :=
  match field name v with Some w => has_keys keys w | None => false end.
Definition one_of (names : list string) (v : json) : bool :=
  match text_at "result" v with Some r => existsb (String.eqb r) names | None => false end.

Definition instability_forms (v : json) : bool :=
  keys_of "claim" ["a_interval"; "broken"; "data_sha256"; "delta"; "dimension"; "eta"; "eta_norm"; "failing";
    "failing_before"; "g"; "indices_sha256"; "network_sha256"; "piece_bound"; "points"; "promised"; "radius"; "s";
    "t_interval"; "widths"] v &&
  keys_of "witness" ["cuts"; "data"; "g"; "indices"; "network"; "s"] v && one_of ["A3"; "A4"] v &&
  match
    let* claim := field "claim" v in let* witness := field "witness" v in
    let* g := field "g" claim in let* g' := field "g" witness in
    let* s := int_at "s" claim in let* s' := int_at "s" witness in
    Some (String.eqb (content g) (content g') && (s =? s'))
  with Some same => same | None => false end.

Definition stability_forms (v : json) : bool :=
  keys_of "claim" ["a_interval"; "data_sha256"; "delta"; "dimension"; "network_sha256"; "points"; "radius";
    "widths"] v &&
  keys_of "witness" ["data"; "network"] v && one_of ["A5"] v.

Definition witness_forms (v : json) : bool :=
  keys_of "claim" ["excess"; "network_sha256"; "outputs"; "point"; "property_sha256"; "satisfied"; "widths"] v &&
  keys_of "witness" ["network"; "property"] v && one_of ["V"] v.

(** The problems of a result. *)
Definition belongs (p : problem) (v : json) (linear other : string) : bool :=
  one_of [match p with LP => linear | _ => other end] v.
Definition minimiser_forms (v : json) : bool :=
  keys_of "claim" ["data_sha256"; "eta"; "lambda"; "problem"; "unique"; "x"] v &&
  keys_of "witness" ["left_inverse"; "matrix"; "u"; "y"] v && one_of ["C0"; "D"] v.

Definition separation_forms (v : json) : bool :=
  keys_of "claim" ["accuracy"; "data_sha256"; "distance"; "eta"; "lambda"; "level"; "norm"; "problem"; "ratio"] v &&
  one_of ["C1"; "D"] v.

(** ** Sizes *)

Definition max_common : Z := 100000.
Definition max_bits : Z := 1000000000.
Definition max_work : Z := 4000000000.
Definition bit_length (z : Z) : Z := if z =? 0 then 0 else Z.log2 (Z.abs z) + 1.
Definition bits_of (qs : list Q) : Z :=
  fold_left (fun most q => Z.max most (bit_length (Qnum q) + bit_length (QDen q))) qs 0.

(** The common denominator of a layer, and its integers together. *)
Definition layer_fits (l : list qrow) : bool :=
  let common := bit_length (Zpos (layer_denominator l)) in
  let entries := fold_left (fun most n => Z.max most (bits_of (snd n :: fst n))) l 0 in
  let row := match l with n :: _ => size (fst n) + 1 | [] => 0 end in
  (common <=? max_common) && (size l * row * (common + entries) <=? max_bits).

(** The work of so many evaluations at points of so many bits. *)
Definition add_layer (evaluations : Z) (l : zlayer) (total_bits : Z * Z) : Z * Z :=
  let (total, bits) := total_bits in
  let entry := fold_left (fun most r => Z.max (bit_length (snd r)) (fold_left (fun m z => Z.max m (bit_length z))
    (fst r) most))
    (zrows l) (bit_length (Zpos (zden l))) in
  let row := match zrows l with r :: _ => size (fst r) + 1 | [] => 0 end in
  (total + evaluations * (100 + size (zrows l) * row * (8 + (1 + bits / 64) * (1 + entry / 64))),
   bits + entry + bit_length row).
Definition work (evaluations bits : Z) (layers : list zlayer) : Z :=
  fst (fold_left (fun so_far l => add_layer evaluations l so_far) layers (500 * evaluations, bits)).

Definition setting_fits (c : setting) (evaluations : Z) (cuts : list Q) : bool :=
  forallb layer_fits (qhidden (phi c)) && layer_fits [qoutput (phi c)] &&
  match network_in_integers (phi c) with
  | Some z =>
      let layers := (zhidden z ++ [{| zrows := [zoutput z]; zden := zoutden z |}])%list in
      work evaluations (bits_of (x1 c) + bits_of cuts + bits_of [delta c; radius c]) layers <=? max_work
  | None => false
  end.
Definition instability_fits (c : instability) : bool :=
  setting_fits (about c) (size (indices c) * size (cuts c) + size (x1 (about c))) (cuts c).
Definition stability_fits (c : setting) : bool := setting_fits c (2 * size (x1 c)) [].

Definition max_depth : Z := 64.
Fixpoint depth (p : property) : Z :=
  match p with
  | Inequality _ _ _ _ => 0
  | Every parts | Any parts => 1 + (fix deepest l :=
    match l with [] => 0 | p :: l => Z.max (depth p) (deepest l) end) parts
  end.
(** Coefficients and bounds. *)
Fixpoint numbers_of (p : property) (acc : list Q) : list Q :=
  match p with
  | Inequality xs ys b _ => (b :: map snd xs ++ map snd ys ++ acc)%list
  | Every parts | Any parts => (fix go l acc :=
    match l with [] => acc | p :: l => go l (numbers_of p acc) end) parts acc
  end.
Definition words_of (bits : Z) : Z := 1 + bits / 64.

Definition witness_fits (c : witness) : bool :=
  let D := common_of (place c) 1 in
  forallb layer_fits (inner c) && layer_fits (outer c) && (bit_length (Zpos D) <=? max_common) &&
  match every (over D) (place c), every in_integers (inner c), in_integers (outer c) with
  | Some v, Some hidden, Some out =>
      (work 1 (bit_length (Zpos D) + bits_of (place c)) (hidden ++ [out]) <=? max_work) &&
      let (_, r) := run_hidden hidden v D in
      let scale := (zden out * snd r)%positive in
      let state := pre out (fst r) (snd r) in
      let most := fold_left (fun m z => Z.max m (Z.abs z)) state (Zpos scale) in
      (size state * (words_of (bit_length most) * words_of (bit_length most)) <=? max_work) &&
      match tree c with
      | None => true
      | Some p =>
          let entries := numbers_of p [] in
          let common := bit_length (Zpos (common_of entries 1)) in
          let most := fold_left (fun m q => Z.max m (Z.abs (Qnum q * (Zpos scale / QDen q)))) (place c) most in
          (depth p <=? max_depth) && (common <=? max_common) &&
          (size entries * (8 + words_of (common + bits_of entries) * words_of (bit_length most)) <=? max_work)
      end
  | _, _, _ => false
  end.

Definition max_size : Z := 1000000.
Definition solved_fits (s : solved) : bool :=
  let common := bit_length (Zpos (denominator s)) in
  let bits := fold_left (fun m qs => Z.max m (bits_of qs)) (all_numbers s) 0 in
  let support := size (filter (fun q => negb (Qeq_bool q 0)) (solution s)) in
  (common <=? max_common) &&
  (size (matrix s) * (size (solution s) + support * support) * words_of (bits + common) <=? max_size).
Definition minimiser_fits (c : minimiser) (v : json) : bool :=
  belongs (posed c) v "D" "C0" && solved_fits (input c).
Definition max_level : Z := 10000.
Definition separation_fits (c : separation) (v : json) : bool :=
  belongs (problem_of c) v "D" "C1" && solved_fits (one c) && solved_fits (two c) && (level c <=? max_level).
