(** * Refutations of mutants of E3's matrix [I | 2^-k H]: its columns and rows for k = 0 and k = 1 *)

From Coq Require Import ZArith QArith List Lia.
From Barriers Require Import OrderedFields LinearSystems Lengths Recovery Isometries Hadamard.
From Mutants Require Import Verdicts.
Import ListNotations.

Canonical Structure Q_field.

(** The mutant at k and two indices: both are small enough, and what is said of them is computed. *)
Ltac falls_at m k i j :=
  let h := fresh in pose proof (m Q_field k i j) as h;
  repeat match type of h with
  | (?a < ?b)%nat -> _ => specialize (h (proj1 (Nat.ltb_lt a b) eq_refl))
  | (?a <= ?b)%nat -> _ => specialize (h (proj1 (Nat.leb_le a b) eq_refl))
  end;
  clear m; vm_compute in h; solve [discriminate h | exact (h eq_refl)].

Ltac refute_Hadamard_E3_columns m :=
  first
    [ falls_at m 1%nat 4%nat 4%nat | falls_at m 1%nat 4%nat 0%nat | falls_at m 1%nat 0%nat 4%nat
    | falls_at m 1%nat 8%nat 4%nat | falls_at m 1%nat 4%nat 8%nat | falls_at m 1%nat 0%nat 0%nat
    | falls_at m 1%nat 3%nat 3%nat | falls_at m 1%nat 3%nat 0%nat | falls_at m 1%nat 0%nat 3%nat
    | falls_at m 1%nat 1%nat 1%nat | falls_at m 1%nat 7%nat 7%nat | falls_at m 1%nat 4%nat 7%nat
      | falls_at m 1%nat 5%nat 6%nat
    | falls_at m 1%nat 4%nat 5%nat | falls_at m 1%nat 5%nat 4%nat | falls_at m 1%nat 4%nat 6%nat
      | falls_at m 1%nat 6%nat 4%nat
    | falls_at m 1%nat 1%nat 2%nat | falls_at m 1%nat 2%nat 1%nat | falls_at m 1%nat 5%nat 5%nat
    | falls_at m 1%nat 1%nat 4%nat | falls_at m 1%nat 2%nat 4%nat | falls_at m 1%nat 4%nat 1%nat
      | falls_at m 1%nat 4%nat 2%nat ].
Ltac refute_Hadamard_E3_rows m :=
  first
    [ falls_at m 1%nat 0%nat 0%nat | falls_at m 1%nat 4%nat 0%nat | falls_at m 1%nat 0%nat 4%nat
    | falls_at m 1%nat 3%nat 3%nat | falls_at m 1%nat 0%nat 3%nat | falls_at m 1%nat 3%nat 0%nat
    | falls_at m 1%nat 1%nat 1%nat | falls_at m 1%nat 1%nat 0%nat | falls_at m 1%nat 0%nat 1%nat
    | falls_at m 1%nat 2%nat 0%nat | falls_at m 1%nat 0%nat 2%nat ].
