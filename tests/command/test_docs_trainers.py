"""The code of docs/trainers.md runs as it stands, and its table is the zoo."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from constructions.phases import PHASES
from constructions.trainers.zoo import ZOO

pytestmark = pytest.mark.infrastructure
ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "trainers.md").read_text()
FILES = {text.split()[1]: text for text in re.findall(r"```(?:python|toml)\n(# .*?)```", PAGE, re.DOTALL)}
COMMANDS = [line.split("#")[0].strip() for line in re.findall(r"^\.venv/bin/barriers (.*)$", PAGE, re.MULTILINE)]


def run(folder: Path, command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "nnbarriers", *shlex.split(command), "--json"],
        cwd=folder, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=False,
    )  # fmt: skip


@pytest.fixture
def here(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        (tmp_path / name).write_text(text)
    return tmp_path


def told(folder: Path, command: str) -> Any:
    done = run(folder, command)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_the_table_is_the_zoo() -> None:
    rows = [line for line in PAGE.splitlines() if re.match(r"\| \S+ \| .* \| \w+ \| .*B2", line)]
    assert rows == [f"| {t.name} | {t.paradigm} | {t.library} | {', '.join(t.results)} |" for t in ZOO.values()]


def test_the_page_has_what_is_tested() -> None:
    assert sorted(FILES) == ["mytrainer.py", "sweep.toml"]
    body = FILES["mytrainer.py"].split("\n\n\n")[1:]
    assert len([line for part in body for line in part.splitlines() if line]) <= 10
    assert sum("demonstrate" in command for command in COMMANDS) == 5
    assert [command.split()[1] for command in COMMANDS if command.startswith("plot")] == list(PHASES)


@pytest.mark.parametrize("command", [c for c in COMMANDS if "mytrainer" in c])
def test_the_trainer_of_the_page_is_broken_and_defeated(here: Path, command: str) -> None:
    found = told(here, command)
    if command.startswith("defeat"):
        assert found["defeated"] is True
        return
    assert len(found) == (1 if " A " in command else 3)
    assert all(row["verdict"] in ("accepted", "holds") for row in found)


def test_the_sweep_of_the_page_runs_and_its_certificates_are_accepted(here: Path) -> None:
    sweep, check = (c for c in COMMANDS if "results.jsonl" in c and "--scheduler" not in c)
    found = told(here, sweep)
    assert (found["tasks"], found["done"]) == (2 * 2 * 2 * 2 + 6, 22)
    verdicts = told(here, check)
    assert len(verdicts) > 10
    assert all(entry["verdict"] == "accepted" for entry in verdicts)


def test_the_cluster_of_the_page_is_one_option_away(here: Path) -> None:
    """That a cluster gives the same bytes is tested with the command; here, that the line of the page is understood."""
    (command,) = (c for c in COMMANDS if "--scheduler" in c)
    done = run(here, f"{command} --workers 2")
    assert (done.returncode, done.stdout) == (2, "")
    assert "a Dask cluster has its own: choose one" in done.stderr
