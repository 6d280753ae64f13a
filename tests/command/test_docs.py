"""The code of docs/algorithms.md runs as it stands, and says what the page says."""

from __future__ import annotations

import importlib
import json
import re
import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import pytest

import nnbarriers as nb
from nnbarriers.command.defeat import OPTIONS, defeat_command
from nnbarriers.games import MOST_BITS, MOST_LEVEL
from theory.algorithms import Budget

pytestmark = pytest.mark.infrastructure
ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "algorithms.md").read_text()
BLOCK = r"```(?:python|sh)\n((?:#![^\n]*\n)?# (\S+)\n.*?)```"
FILES = {name: text for text, name in re.findall(BLOCK, PAGE, re.DOTALL)}
COMMANDS = re.findall(r"^\.venv/bin/barriers (.*)$", PAGE, re.MULTILINE)


def test_the_page_has_what_is_tested() -> None:
    assert sorted(FILES) == ["coin.sh", "flags.py", "mine.py", "problems.py", "rounding.py"]
    assert len(COMMANDS) == 5
    assert len(FILES["rounding.py"].splitlines()) <= 12


def test_the_problems_of_the_page_defeat_a_coin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "problems.py").write_text(FILES["problems.py"])
    monkeypatch.syspath_prepend(str(tmp_path))
    problems = importlib.import_module("problems")
    answers = {"rank": ([1], [2]), "eigenvector": ([0, 1], [1, 0]), "means": ([0, 0, 1], [0, 1, 1])}
    for name, pair in answers.items():
        coin = lambda problem, oracle, tape, pair=pair: pair[tape.bit()]  # noqa: E731
        assert nb.defeat(coin, getattr(problems, name), accuracy="1/10").bound == Fraction(1, 2)


def test_the_defaults_of_the_budgets_are_those_of_the_command() -> None:
    """The page docs/algorithms.md has a row for each budget, in the order of `BUDGETS`."""
    options = {option.opts[0]: option for option in defeat_command.params}
    rows = re.findall(r"^\| (`--(?:reads|level|max-bits|seconds).*?) \| (.+?) \|", PAGE, re.MULTILINE)
    assert [name for names, _ in rows for name in re.findall("--[a-z-]+", names)] == list(OPTIONS.values())
    told = dict(rows)
    assert told["`--reads`"] == str(options["--reads"].default)
    assert told["`--level`"] == str(Budget().level) == re.findall(r"default: (\d+)", options["--level"].help)[0]
    assert told["`--max-bits`"] == f"12, at most {MOST_BITS}; {Budget().bits} with `--tapes`"
    assert f"default: 12, at most {MOST_BITS}; with --tapes {Budget().bits}]" in options["--max-bits"].help
    machine = f"{options['--seconds'].default}, {options['--megabytes'].default}"
    assert told["`--seconds`, `--megabytes`"] == machine
    assert f"largest level of a reading; at most {MOST_LEVEL} |" in PAGE


@pytest.mark.parametrize("command", COMMANDS)
def test_every_algorithm_of_the_page_is_defeated(tmp_path: Path, command: str) -> None:
    if "solvers.algorithms:scipy" in command:
        pytest.importorskip("scipy")
    for name, text in FILES.items():
        (tmp_path / name).write_text(text)
    words = [word.strip("'") for word in re.findall(r"'[^']*'|\S+", command)]
    done = subprocess.run(
        [sys.executable, "-m", "nnbarriers", *words, "--json"],
        cwd=tmp_path, env={"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin"},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["defeated"] is True
    assert told["bound"] in ("0", "1/2")
    assert told["quoted"] is None or f"`{told['quoted']}`" in PAGE
    assert (told["quoted"] is None) == ("solvers.algorithms" not in command)
