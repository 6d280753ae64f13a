"""No theorem is empty: for each there are objects of which all its hypotheses hold, proved in `Vacuity*.v`.

The proposition that is proved is read off the theorem by Rocq (`satisfiable`), so it cannot be about other hypotheses.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from proofs_check.rocq import build
from tests.rocq.test_build import SOURCES, needs_rocq

OWN = {"RealComputation", "RealForks"}
"""The files over the real numbers whose theorems have hypotheses of their own; the others are instances at R."""


def witnesses() -> dict[str, str]:
    """The instances: for each theorem, by its name without its file, FILE.NAME of the lemma."""
    found = {}
    for path in sorted(SOURCES.glob("*Vacuity*.v")):
        for name in build.PROVED.findall(build.code(path.read_text())):
            if name.endswith("_satisfiable"):
                assert name not in found
                found[name.removesuffix("_satisfiable")] = f"{path.stem}.{name}"
    return found


def owed() -> list[str]:
    """The theorems that need an instance, as FILE.NAME."""
    return [name for name in build.theorems(SOURCES) if not build.real(name) or name.split(".")[0] in OWN]


def lacking(theorems: list[str]) -> set[str]:
    """The theorems among these, given as FILE.NAME, of whose hypotheses no instance is there."""
    return {name for name in theorems if name.split(".")[1] not in witnesses()}


def told(theorem: str, witness: str) -> str:
    """A sentence for Rocq that fails unless the witness is an instance of what this theorem assumes."""
    return f"Goal satisfiable @Barriers.{theorem}. exact @Barriers.{witness}. Qed."


def ask(sentences: list[str], folder: Path) -> None:
    """Have Rocq read sentences about all files; raises `build.Refused` if one fails."""
    files = " ".join(file[:-2] for file in build.project(SOURCES))
    asked = [f"From Barriers Require {files}.", "From Barriers Require Import Vacuity.", *sentences]
    (folder / "Asked.v").write_text("\n".join(asked) + "\n")
    build.run(["coqc", *build.OPTIONS, "Asked.v"], folder)


@pytest.mark.infrastructure
def test_every_theorem_has_one_instance_and_every_instance_a_theorem() -> None:
    names = [name.split(".")[1] for name in owed()]
    assert len(set(names)) == len(names)
    assert lacking(owed()) == set()
    assert set(witnesses()) <= set(names)


@needs_rocq
@pytest.mark.infrastructure
def test_the_instances_are_of_the_theorems_own_hypotheses(compiled: Path) -> None:
    found = witnesses()
    ask([told(name, found[name.split(".")[1]]) for name in owed()], compiled)


@needs_rocq
@pytest.mark.infrastructure
def test_the_instances_rest_on_the_logic_alone(compiled: Path) -> None:
    build.closed([name for name in witnesses().values() if not build.real(name)], compiled)


@needs_rocq
@pytest.mark.infrastructure
def test_an_instance_of_other_hypotheses_is_refused(compiled: Path) -> None:
    with pytest.raises(build.Refused, match=r"unify|has type"):
        ask([told("Instability.A3_breaks", witnesses()["A3_universal_instability"])], compiled)


@needs_rocq
@pytest.mark.infrastructure
def test_a_theorem_whose_hypotheses_exclude_each_other_is_seen_to_be_empty(compiled: Path) -> None:
    theorem = "Theorem odd (n : nat) : n = 0 -> n = 1 -> n = 2. Proof. intros -> E. discriminate E. Qed."
    ask([theorem, "Goal ~ satisfiable @odd. intros (n & E & F & _). rewrite E in F. discriminate. Qed."], compiled)
    with pytest.raises(build.Refused, match="cannot unify"):
        ask([theorem, "Goal satisfiable @odd. exists 0, eq_refl, eq_refl. exact I. Qed."], compiled)


@pytest.mark.infrastructure
def test_a_theorem_without_an_instance_is_noticed() -> None:
    assert lacking(["Instability.A3_breaks", "Instability.A3_none"]) == {"Instability.A3_none"}
