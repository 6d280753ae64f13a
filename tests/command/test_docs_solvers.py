"""The code of docs/solvers-search.md runs as it stands, and the page says what the command does."""

from __future__ import annotations

import contextlib
import io
import re
import sys
from pathlib import Path

import pytest

from constructions.solvers.rates import EXPONENTS
from nnbarriers.command.main import cli
from nnbarriers.command.misses import misses_command
from nnbarriers.searching import FILES
from tests.command.running import run

pytestmark = pytest.mark.infrastructure
ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "solvers-search.md").read_text("utf-8")
BLOCKS = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
COMMANDS = re.findall(r"^\.venv/bin/barriers (.*?)(?: +#.*)?$", PAGE, re.MULTILINE)


def test_the_solver_of_the_page_is_missed(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (block,) = (block for block in BLOCKS if block.startswith("# mine.py"))
    monkeypatch.chdir(tmp_path)
    monkeypatch.delitem(sys.modules, "mine", raising=False)  # of other tests
    Path("mine.py").write_text(block)
    sys.modules.pop("mine", None)  # another page has a mine.py of its own
    assert "misses mine.py:solver" in COMMANDS
    code, said, _ = run(capsys, "misses", "mine.py:solver", "--out", "miss")
    assert code == 0
    assert "certificate: accepted" in said
    assert run(capsys, "check", "miss")[0] == 0
    assert sorted(re.findall(r"^\| `(\S+)` \|", PAGE, re.MULTILINE)) == sorted(FILES)


def test_the_lines_in_python_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("scipy")
    (block,) = (block for block in BLOCKS if "nb.misses" in block)
    monkeypatch.chdir(tmp_path)
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(block, {})
    assert printed.getvalue().startswith("<Missed: scipy on a ")
    assert "<Check: accepted as M" in printed.getvalue()
    assert {path.name for path in Path("out/mine").iterdir()} == set(FILES)


def test_the_options_and_numbers_of_the_page_are_those_of_the_command() -> None:
    known = {name for parameter in misses_command.params for name in parameter.opts}
    named = set(re.findall(r"(--[a-z]+)", PAGE))
    assert named <= known
    assert len(named) >= 8
    for line in COMMANDS:
        assert line.split()[0] in cli.list_commands(None)  # type: ignore[arg-type]
    assert f"2^−{EXPONENTS[0]} to 2^−{EXPONENTS[-1]}" in PAGE
    epilog = misses_command.epilog or ""
    for code, words in (("0", "a miss was found"), ("1", "none was found, which says nothing of other problems")):
        assert f"{code} {words}" in epilog
        assert f"{code}: {words}" in PAGE
