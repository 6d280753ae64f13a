"""The code of docs/trust.md runs as it stands, the page says what the commands do, and its tables are in step."""

from __future__ import annotations

import re
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

import nnbarriers as nb
from docs import trust_table
from nnbarriers.command.main import cli
from nnbarriers.command.solve import solve_command
from nnbarriers.command.trust import trust_command
from tests.repo.test_examples import failures

pytest.importorskip("sklearn", reason="scikit-learn is not installed: pip install scikit-learn")
pytestmark = pytest.mark.infrastructure
ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "trust.md").read_text("utf-8")
TABLES = (ROOT / "docs" / "trust-table.md").read_text("utf-8")
BLOCKS = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
COMMANDS = re.findall(r"^\.venv/bin/barriers (.*)$", PAGE, re.MULTILINE)


def test_the_code_of_the_page_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    names: dict[str, Any] = {}
    for text in BLOCKS:
        assert failures(text, names) == 0, text
    assert failures(BLOCKS[-1].replace("'two answers'", "'open'"), names) == 1


def test_the_commands_options_and_exit_codes_of_the_page_are_those_of_the_commands() -> None:
    assert len(COMMANDS) == 5
    for line in COMMANDS:
        name, *words = line.split()
        command = {"solve": solve_command, "trust": trust_command}.get(name)
        assert name in cli.list_commands(None)  # type: ignore[arg-type]
        if command is not None:
            known = {option for parameter in command.params for option in parameter.opts}
            assert {word for word in words if word.startswith("-")} <= known
    told = PAGE.split("## Exit codes")[1]
    for command, codes in ((solve_command, ("there is one minimiser", "several, none, or open: it is said which")),
                           (trust_command, ("trusted", "two answers, or open"))):  # fmt: skip
        for words in codes:
            assert words in (command.epilog or "")
            assert words in told


def test_the_certified_radius_is_near_the_one_at_which_two_columns_tie() -> None:
    assert "98 of 100 parts" in PAGE and "gaps of 1/64 and less; four fifths for 1/4" in PAGE
    for bits, least in ((2, Fraction(4, 5)), (6, Fraction(98, 100)), (10, Fraction(98, 100)), (40, Fraction(98, 100))):
        gap = Fraction(1, 2**bits)
        lasso = nb.trust({"A": [[2, 2 - gap]], "y": [1], "lam": 1}, exact=["y"], within=gap / 2)
        assert not lasso and least <= lasso.largest < 1
        assert nb.trust({"A": [[2, 2 - gap]], "y": [1], "lam": 1}, exact=["y"], within=gap / 2 * lasso.largest)
        program = nb.trust({"c": [1, 1], "A_eq": [[3, 3 - gap]], "b_eq": [1]}, within=gap)
        radius = program.largest * gap
        grown = radius / least
        assert ((1 + radius) / (1 - radius)) ** 2 < 3 / (3 - gap) < ((1 + grown) / (1 - grown)) ** 2
    assert nb.trust({"A": [[2, 2]], "y": [1], "lam": 1}, within="1/1000000").verdict == "two answers"


def cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip("| \n").split(" | ")]


def test_the_tables_of_real_data_are_in_step() -> None:
    """The page docs/trust-table.md, but for what floats decide."""
    kept = [part.split(trust_table.END)[0].strip().splitlines() for part in TABLES.split(trust_table.START)[1:]]
    fresh = [part.splitlines() for part in trust_table.generated()]
    assert [len(part) for part in kept] == [len(part) for part in fresh]
    for old, new in zip(kept[0], fresh[0], strict=True):
        assert cells(old)[:-1] == cells(new)[:-1], "run `make trust-page`"
    for old, new in zip(kept[1], fresh[1], strict=True):
        assert cells(old)[:5] == cells(new)[:5], "run `make trust-page`"
        for one, two in zip(cells(old)[5:7], cells(new)[5:7], strict=True):
            assert one == two or abs(float(one) - float(two)) <= 0.05 * float(one)
    changed = TABLES.replace("| 2 of 10 |", "| 3 of 10 |")
    assert trust_table.written(changed, ("\n".join(kept[0]) + "\n", "\n".join(kept[1]) + "\n")) == TABLES
