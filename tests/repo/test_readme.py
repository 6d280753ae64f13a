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
EXACT = ("B0", "B1", "B2", "B3", "B4", "B5", "J", "K", "W", "C0", "C1", "D", "E0", "E1", "E3")
"""Nothing is trained here, so every machine prints the same."""


def test_the_table_is_the_one_that_is_printed(tmp_path: Path) -> None:
    rows = [row for _, found in demonstrate(EXACT, Workshop(tmp_path)) for row in found]
    printed = markdown(rows).splitlines()
    assert TABLE[:2] == printed[:2]
    assert [line for line in TABLE[2:] if line.split()[1] in EXACT] == printed[2:]


def test_the_table_has_all_results_and_nothing_that_failed() -> None:
    names = {line.split()[1] for line in TABLE[2:]}
    assert names == set(DEMONSTRATIONS) == {result.id for result in results()}
    assert all(line.rstrip(" |").endswith(("accepted", "holds", "vacuous")) for line in TABLE[2:])
