"""What the README prints is what the commands print."""

from __future__ import annotations

from pathlib import Path

import pytest

from proofs_check.demonstrate import DEMONSTRATIONS, Workshop, demonstrate
from proofs_check.report import markdown
from theory.results import results

pytestmark = pytest.mark.infrastructure
README = (Path(__file__).parents[2] / "README.md").read_text()
TABLE = README[README.index("| result | instance |") :].split("\n\n")[0].splitlines()
EXACT = {"A1", "A2", "A5", "A6", "A7", "A8", *(result.id for result in results() if result.id[0] != "A")}
FLOATS = ("classifier |", "regressor |", "noise ≤")
"""Rows that rest on floats; in all others every machine prints the same."""


def exact(lines: list[str]) -> list[str]:
    return [line for line in lines if line.split()[1] in EXACT and not any(word in line for word in FLOATS)]


def test_the_table_is_the_one_that_is_printed(tmp_path: Path) -> None:
    rows = [
        row
        for _, found in demonstrate(tuple(r.id for r in results() if r.id in EXACT), Workshop(tmp_path))
        for row in found
    ]
    printed = markdown(rows).splitlines()
    assert TABLE[:2] == printed[:2]
    assert exact(TABLE[2:]) == exact(printed[2:])
    assert {line.split()[1] for line in exact(printed[2:])} == EXACT


def test_the_table_has_all_results_and_nothing_that_failed() -> None:
    names = {line.split()[1] for line in TABLE[2:]}
    assert names == set(DEMONSTRATIONS) == {result.id for result in results()}
    assert all(line.rstrip(" |").endswith(("accepted", "holds", "vacuous")) for line in TABLE[2:])
