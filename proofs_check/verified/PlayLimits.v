(** * Forms and limits of defeats and flags: what the kernel refuses though it may be true

    As in Limits.v, no theorem rests on what stands here. *)

From Coq Require Import ZArith QArith List Bool String.
From Barriers Require Import Json Numerals Limits Runs Families Rightness Plays Posed DefeatChecker.
From Barriers Require Import WatchedChecker AlarmChecker.
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

(** ** Flags *)

Definition watched_forms (v : json) : bool :=
  keys_of "claim" ["accuracy"; "bound"; "family"; "flags"; "inputs"; "limit"; "runs_sha256"] v &&
  keys_of "witness" ["checker"; "solver"] v.
Definition watched_fits (c : watched) : bool :=
  let F := watched_family c in
  let n := index_of (watched_places c) in
  family_fits F n && work_fits F (watched_accuracy c) (outputs_of F) n [solver c] &&
  work_fits F 0 1 n (List.concat (checker_runs c)).

Definition alarm_forms (v : json) : bool :=
  keys_of "claim" ["accuracy"; "bound"; "family"; "inputs"; "raised"; "runs_sha256"] v.
Definition alarm_fits (c : alarm) : bool :=
  let F := alarm_family c in
  let n := index_of (alarm_places c) in
  let runs := List.concat (alarm_runs c) in
  family_fits F n && work_fits F (alarm_accuracy c) (outputs_of F) n runs && work_fits F 0 (outputs_of F + 1) n runs.
