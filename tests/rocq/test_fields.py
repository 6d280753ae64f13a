"""T1, T2, T5 for real data: the real numbers of the standard library are an ordered field, by two of its axioms."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from proofs_check.rocq import build

SOURCE = "From Barriers Require Import OrderedFields RealField TrustRational TrustUndecidable.\n"
THEOREMS = ("of_Q_real", "abs_real", "real_T1", "real_T2", "real_T5_regression", "real_T5_program")
REALS = SOURCE + "".join(
    f"Definition real_{name.replace('_rational', '')} := @{name} R_field.\n"
    for name in ("T1_rational", "T2_rational", "T5_regression", "T5_program")
)
AXIOMS = set(build.ORDER)


@pytest.mark.infrastructure
def test_the_real_numbers_are_an_ordered_field_by_two_axioms_of_the_library(compiled: Path, tmp_path: Path) -> None:
    for path in compiled.glob("*.vo"):
        shutil.copy(path, tmp_path)
    asked = "".join(f"Print Assumptions {name}.\n" for name in THEOREMS)
    (tmp_path / "Asked.v").write_text(REALS + asked)
    said = build.run(["coqc", *build.OPTIONS, "Asked.v"], tmp_path)
    assert said.count("Axioms:") == len(THEOREMS)
    assert set(re.findall(r"^(\S+)$|^(\S+) :", said, re.MULTILINE)) <= {(axiom, "") for axiom in AXIOMS} | {
        ("Axioms:", "")
    }
    assert all(axiom in said for axiom in AXIOMS)


@pytest.mark.infrastructure
def test_a_field_that_forgets_a_law_is_refused(compiled: Path, tmp_path: Path) -> None:
    for path in compiled.glob("*.vo"):
        shutil.copy(path, tmp_path)
    right = (build.HERE / "RealField.v").read_text()
    wrong = right.replace("finv := Rinv", "finv := Ropp")
    assert wrong != right
    (tmp_path / "RealField.v").write_text(wrong)
    with pytest.raises(build.Refused, match=r"RealField\.v failed"):
        build.run(["coqc", *build.OPTIONS, "RealField.v"], tmp_path)
