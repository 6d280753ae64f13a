(** * Forms and limits of defeats: what the kernel refuses though it may be true

    As in Limits.v, no theorem rests on what stands here. *)

From Coq Require Import ZArith QArith List Bool String.
From Barriers Require Import Json Numerals Limits Runs Families Rightness Plays Posed DefeatChecker.
Import ListNotations.
Open Scope Z_scope.

(** Families that take too long to build, and inputs that do. *)
Definition family_fits (F : family) (n : Z) : bool :=
  match F with
  | Trained _ widths r _ _ => r * hd 0 widths * (1 + n / 64) <=? max_size
  | Inverse _ _ _ _ m columns q _ =>
      let bits := match q with Some q => fold_left (fun most row => Z.max most (bits_of row)) q 0 | None => 0 end in
      m * m * columns * words_of bits <=? max_size
  | Linear _ _ _ m columns => m * columns <=? max_size
  end.

Definition reduced (q : Q) : Q :=
  let g := Z.gcd (Qnum q) (QDen q) in Qnum q / g # Z.to_pos (QDen q / g).
(** Distances of so many outputs, and of as many entries. *)
Definition work_fits (F : family) (alpha : Q) (outputs n : Z) (runs : list run) : bool :=
  let bits := fold_left (fun most r => match output r with Some x => Z.max most (bits_of x) | None => most end) runs
    (bits_of [alpha; reduced (apart_by F)]) in
  let words := words_of (4 * n + bits) in
  size runs * outputs * (8 + words * words) <=? max_work.

Definition defeat_forms (v : json) : bool :=
  keys_of "claim" ["accuracy"; "bound"; "family"; "inputs"; "limit"; "max_level"; "runs_sha256"] v.
Definition defeat_fits (c : defeat) : bool :=
  let n := index_of (places_of c) in
  family_fits (family_of c) n &&
  work_fits (family_of c) (accuracy c) (outputs_of (family_of c)) n (List.concat (runs_of c)).
