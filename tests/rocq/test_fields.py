"""T1, T2, T5 for real data: the real numbers of the standard library are an ordered field, by two of its axioms."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from proofs_check.rocq import build

REALS = """From Coq Require Import ZArith QArith Reals Lra RMicromega Qreals.
From Barriers Require Import OrderedFields TrustRational TrustUndecidable.

Definition R_field : ordered_field.
Proof.
  refine {| carrier := R; fzero := 0%R; fone := 1%R; fadd := Rplus; fmul := Rmult; fsub := Rminus; fopp := Ropp;
    finv := Rinv; feq := @eq R; fleq := Rle; flt := Rlt; ordered_ring := Rsor; lt_le_dec := Rlt_le_dec |}.
  - intros x y E. rewrite E. reflexivity.
  - intros x N. apply Rinv_l, N.
Defined.

Lemma whole_numbers z : @of_Z R_field z = IZR z.
Proof.
  assert (P : forall p, @of_Z R_field (Zpos p) = IZR (Zpos p)).
  { induction p as [| p IH] using Pos.peano_ind; [reflexivity |]. rewrite Pos2Z.inj_succ, <- Z.add_1_r, plus_IZR.
    etransitivity; [exact (of_Z_add R_field (Zpos p) 1) |].
    change (@of_Z R_field (Zpos p) + 1 = IZR (Zpos p) + 1)%R. rewrite IH. reflexivity. }
  destruct z as [| p | p]; [reflexivity | apply P |]. change (Zneg p) with (- Zpos p)%Z.
  etransitivity; [exact (of_Z_opp R_field (Zpos p)) |]. change (- @of_Z R_field (Zpos p) = - IZR (Zpos p))%R.
  rewrite P. reflexivity.
Qed.

Theorem rational_numbers q : @of_Q R_field q = Q2R q.
Proof.
  transitivity (@of_Z R_field (Qnum q) * / @of_Z R_field (Zpos (Qden q)))%R;
    [exact (of_Q_quotient R_field q) | rewrite !whole_numbers; reflexivity].
Qed.

Theorem absolute_values x : @fabs R_field x = Rabs x.
Proof. unfold fabs, Rabs. simpl. destruct (Rlt_le_dec x 0), (Rcase_abs x); lra. Qed.

Definition real_T1 := @T1_rational R_field.
Definition real_T2 := @T2_rational R_field.
Definition real_T5_regression := @T5_regression R_field.
Definition real_T5_program := @T5_program R_field.
"""
THEOREMS = (
    "rational_numbers", "absolute_values", "real_T1", "real_T2", "real_T5_regression", "real_T5_program",
)  # fmt: skip
AXIOMS = {"ClassicalDedekindReals.sig_forall_dec", "FunctionalExtensionality.functional_extensionality_dep"}


@pytest.mark.infrastructure
def test_the_real_numbers_are_an_ordered_field_by_two_axioms_of_the_library(compiled: Path, tmp_path: Path) -> None:
    for path in compiled.glob("*.vo"):
        shutil.copy(path, tmp_path)
    asked = "".join(f"Print Assumptions {name}.\n" for name in THEOREMS)
    (tmp_path / "Reals.v").write_text(REALS + asked)
    said = build.run(["coqc", *build.OPTIONS, "Reals.v"], tmp_path)
    assert said.count("Axioms:") == len(THEOREMS)
    assert set(re.findall(r"^(\S+)$|^(\S+) :", said, re.MULTILINE)) <= {(axiom, "") for axiom in AXIOMS} | {
        ("Axioms:", "")
    }
    assert all(axiom in said for axiom in AXIOMS)


@pytest.mark.infrastructure
def test_a_field_that_forgets_a_law_is_refused(compiled: Path, tmp_path: Path) -> None:
    for path in compiled.glob("*.vo"):
        shutil.copy(path, tmp_path)
    wrong = REALS.replace("finv := Rinv", "finv := Ropp")
    assert wrong != REALS
    (tmp_path / "Reals.v").write_text(wrong)
    with pytest.raises(build.Refused, match=r"Reals\.v failed"):
        build.run(["coqc", *build.OPTIONS, "Reals.v"], tmp_path)
