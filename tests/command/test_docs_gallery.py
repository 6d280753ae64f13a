"""docs/gallery.md says of the gallery what the code has, and its block makes the same families."""

from __future__ import annotations

import re
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from constructions.gallery.routines import ROUTINES
from constructions.gallery.table import GALLERY
from tests.command.running import run

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "gallery.md").read_text("utf-8")
ROWS = [
    [cell.replace("\\|", "|").strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]]
    for line in PAGE.split("| `gallery:` |")[1].split("\n\n")[0].splitlines()[2:]
]


@pytest.mark.infrastructure
def test_the_table_is_that_of_the_code() -> None:
    assert len(ROWS) == len(GALLERY)
    for (name, asks, kappa, accuracy, routines, computable), problem in zip(ROWS, GALLERY.values(), strict=True):
        own = [key for key, routine in ROUTINES.items() if routine.problem == problem.name]
        assert (name, asks, computable) == (f"`{problem.name}`", problem.asks, problem.computable.what)
        assert Fraction(kappa.lstrip("√")) == problem.family.kappa
        assert kappa.startswith("√") == (problem.family.power == 2)
        assert Fraction(accuracy) == problem.accuracy
        assert re.findall(r"`(\w+)`", routines) == own


@pytest.mark.infrastructure
def test_every_problem_has_its_section_with_a_proof_its_kappa_and_what_is_computable() -> None:
    for problem in GALLERY.values():
        heading = f"## {problem.name[0].upper()}{problem.name[1:].replace('-', ' ')}".replace("Lp", "LP")
        part = PAGE.split(f"\n{heading}\n")[1].split("\n## ")[0]
        root = "√" if problem.family.power == 2 else ""
        assert f"{problem.family.kind.capitalize()} with κ = {root}{problem.family.kappa}:" in part
        assert part.count("∎") == 2
        assert "*Proof.*" in part
        assert "*Computable: " in part
        assert problem.family.proof == f"docs/gallery.md#{heading[3:].lower().replace(' ', '-')}"


@pytest.mark.result("J", "K")
def test_the_block_makes_the_same_families() -> None:
    (text,) = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    names: dict[str, Any] = {}
    exec(text, names)
    assert list(names["problems"]) == list(GALLERY)
    for name, made in names["problems"].items():
        problem = GALLERY[name]
        ours, accuracy = problem.family, problem.accuracy
        assert (made.kind, made.kappa, made.power) == (ours.kind, ours.kappa, ours.power)
        middle = tuple((v + 2 * w) / 3 for v, w in zip(*problem.candidates, strict=True))
        for place in problem.places(5):
            one, other = made.input(*place), ours.input(*place)
            assert made.values(one, accuracy) == ours.values(other, accuracy)
            for output in (*problem.candidates, middle):
                said, exact = made.distance(one, output), ours.distance(other, output)
                assert said == exact or (said.high is None and place == (0, 0) and name.endswith("vector"))


@pytest.mark.result("J", "K")
def test_the_rows_come_out_of_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "demonstrate", "gallery", "--out", str(tmp_path), "--markdown")
    assert code == 0
    assert re.findall(r"gallery:([\w-]+), α = ([\d/]+)", out) == [(p.name, str(p.accuracy)) for p in GALLERY.values()]
    assert out.count("| holds |") == len(GALLERY)
