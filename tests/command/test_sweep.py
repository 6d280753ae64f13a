"""`barriers sweep`: the same bytes however it is run; tasks fail alone; errors are one line."""

from __future__ import annotations

import json
import resource
import shutil
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from nnbarriers.command.sweep import progressing
from tests.command.sweeping import ROOT, SPEC, lines, sweep

pytestmark = pytest.mark.infrastructure


def test_results_are_the_same_bytes_with_one_worker_and_with_two_and_nothing_is_done_twice(here: Path) -> None:
    code, told, _ = sweep(here, "--workers", 2)
    assert code == 0
    assert (told["tasks"], told["already"], told["done"]) == (10, 0, 10)
    before = (here / "s.jsonl").read_bytes()
    assert sweep(here)[1]["already"] == 10
    assert (here / "s.jsonl").read_bytes() == before
    assert sweep(here, "--workers", 1, "-o", "t.jsonl")[0] == 0
    assert lines(here / "t.jsonl") == lines(here / "s.jsonl")
    records = [json.loads(line) for line in lines(here / "s.jsonl")]
    names = {f"{record['certificate']}.json" for record in records}
    assert {path.name for path in (here / "s.jsonl.certificates").iterdir()} == names
    shutil.rmtree(here / "s.jsonl.certificates")
    assert sweep(here)[1]["already"] == 0  # every record names a certificate
    assert {path.name for path in (here / "s.jsonl.certificates").iterdir()} == names
    checked = subprocess.run(
        [sys.executable, "-m", "proofs_check.kernel", *(here / "s.jsonl.certificates").iterdir()],
        cwd=ROOT, capture_output=True, check=False,
    )  # fmt: skip
    assert checked.returncode == 0
    for record in records:
        if record["result"] == "A":
            assert record["numbers"]["failing"] >= record["numbers"]["promised"] > 0
        else:
            assert record["numbers"]["bound"] in ("0", "1/2")


def test_a_strangers_file_without_a_final_newline_survives_a_sweep_into_it(here: Path) -> None:
    (here / "thesis").write_text("my thesis")
    code, told, errors = sweep(here, "-o", "thesis")
    assert (code, told, errors.count("\n")) == (2, {}, 1)
    assert "line 1 is no record of a sweep, nor the beginning of one" in errors
    assert (here / "thesis").read_text() == "my thesis"


def test_a_trainer_that_crashes_on_some_seeds_fails_there_alone_with_its_reason(here: Path) -> None:
    (here / "s.toml").write_text(
        '[[study]]\nresult = "A"\ntrainers = ["mine:half"]\npoints = [12]\nhidden = [[2]]\nseeds = 8\n'
    )
    (here / "mine.py").write_text(
        "from constructions.trainers.zoo import ZOO\n\ndef half(problem, oracle, tape):\n    if tape.integer(1):\n"
        "        raise RuntimeError('not today')\n    return ZOO['map-evidence'](problem, oracle, tape)\n"
    )
    code, told, errors = sweep(here, "--workers", 2)
    assert code == 1
    assert "Traceback" not in errors
    assert told["done"] + told["failed"] == 8
    assert 0 < told["failed"] < 8
    assert len(told["reasons"]) == 1
    assert "the algorithm raised RuntimeError: not today (mine.py, line 5: " in "".join(told["reasons"])
    again = sweep(here)
    assert (again[0], again[1]["already"]) == (1, 8)
    (here / "mine.py").write_text("from constructions.trainers.zoo import ZOO\n\nhalf = ZOO['map-evidence']\n")
    code, told, _ = sweep(here, "--retry-failed")
    assert code == 0
    assert told["done"] == 8


def test_the_time_left_is_the_pace_of_the_tasks_without_the_start_of_the_processes(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    clock = iter([0, 20, 21, 31, 35])  # twenty seconds go by until anything runs
    monkeypatch.setattr("nnbarriers.command.sweep.time", SimpleNamespace(monotonic=lambda: next(clock)))
    with progressing(12) as go:
        for name in "abcd":
            go(name)
    assert capsys.readouterr().err == "1 of 12 tasks\n3 of 12 tasks, about 50 s left\n"


def test_a_full_disk_is_one_line_and_what_was_written_stays(here: Path) -> None:
    limit = 2500

    def full() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    code, told, errors = sweep(here, "--workers", 1, preexec_fn=full)
    assert code == 2
    assert told == {}
    assert errors.count("\n") == 1
    assert "cannot be written (File too large)" in errors
    if (here / "s.jsonl").exists():
        assert all(json.loads(line)["status"] == "done" for line in lines(here / "s.jsonl"))
    assert sweep(here, "--workers", 1)[1]["done"] == 10


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        (["-o", "/dev/full"], "/dev/full: not a regular file"),
        (["-o", "s.toml"], "the results would overwrite the SPEC"),
        (["-o", "mine.py/x"], "mine.py"),
        (["--workers", 2, "--scheduler", "tcp://127.0.0.1:1"], "choose one"),
        (["--scheduler", ""], "--scheduler needs the address of a Dask scheduler"),  # an unset variable of a shell
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(here: Path, options: list[object], reason: str) -> None:
    code, told, errors = sweep(here, *options)
    assert (code, told) == (2, {})
    assert errors.count("\n") == 1
    assert reason in errors
    (here / "s.toml").write_text(SPEC.replace("k-nn", "magic"))
    code, told, errors = sweep(here)
    assert (code, told) == (2, {})
    assert "study 2: no trainer is called 'magic'; there are classifier" in errors
    assert errors.count("\n") == 1
