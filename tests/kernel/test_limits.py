"""No file makes the kernel hang, eat the memory of the machine, or accept what it did not read whole."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from constructions.certificates import stability_certificate, write_certificate
from constructions.stable_network import stable_network
from constructions.training_sets import double_training_set
from proofs_check import kernel
from proofs_check.kernel import relu
from tests.kernel.corpus import GOOD

pytestmark = pytest.mark.infrastructure
ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def slow(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data, path = double_training_set(60_000), tmp_path_factory.mktemp("slow") / "A5.json"
    write_certificate(stability_certificate(stable_network(data), data), path)
    return path


def test_a_check_that_takes_too_long_is_unsupported_and_the_same_with_time_is_accepted(slow: Path) -> None:
    said = kernel.check_file(slow, seconds=1)
    assert (said.verdict, said.report) == ("unsupported", ("takes longer than 1 s",))
    assert signal.getitimer(signal.ITIMER_REAL) == (0, 0)
    assert kernel.check_file(slow).verdict == "accepted"


def test_a_check_that_needs_too_much_memory_is_unsupported(tmp_path: Path) -> None:
    path = tmp_path / "long.json"
    path.write_text('{"claim":[' + ",".join(['"12345"'] * 3_000_000) + "]}\n")
    used = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    before = resource.getrlimit(resource.RLIMIT_AS)
    said = kernel.check_file(path, memory=used + 40 * 2**20)
    assert (said.verdict, said.report) == ("unsupported", ("too large for this machine (MemoryError)",))
    assert resource.getrlimit(resource.RLIMIT_AS) == before


def test_a_layer_that_would_be_too_long_is_refused_before_it_is_integers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rejected: a kernel that brings all numbers over one denominator first, which takes memory without bound."""

    def over(*_: int) -> int:
        raise AssertionError("a number was brought over the denominator")

    monkeypatch.setattr(relu, "MAX_BITS", 10)
    monkeypatch.setattr(relu, "over", over)
    said = kernel.check_file(GOOD[0])
    assert said.verdict == "unsupported" and "more than 10 bits together" in said.report[0]


def test_a_file_that_changes_while_it_is_read_is_unsupported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "changing.json"
    path.write_bytes(GOOD[0].read_bytes())
    fstat = os.fstat

    def appending(handle: int) -> os.stat_result:
        found = fstat(handle)
        with path.open("ab") as stream:
            stream.write(b" ")
        return found

    monkeypatch.setattr(os, "fstat", appending)
    assert kernel.check_file(path).report == ("changed while it was read",)


def test_large_files_pipes_devices_and_loops_are_unsupported(tmp_path: Path) -> None:
    large, pipe, loop = tmp_path / "large.json", tmp_path / "pipe.json", tmp_path / "loop.json"
    with large.open("wb") as stream:
        stream.truncate(2**30)
    os.mkfifo(pipe)
    loop.symlink_to(loop)
    (tmp_path / "round").symlink_to(tmp_path)
    for path in (large, pipe, loop, tmp_path, Path("/dev/zero"), tmp_path / "missing.json", "nul\0.json"):
        assert (kernel.check_file(path).verdict, kernel.check_file(path).sha256) == ("unsupported", None)
    done = subprocess.run(
        [sys.executable, "-m", "nnbarriers", "check", str(tmp_path)],
        cwd=ROOT, capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("command", [["proofs_check.kernel"], ["nnbarriers", "check"]], ids=["kernel", "barriers"])
@pytest.mark.parametrize("reader", ["full", "gone", "closed"])
def test_a_verdict_that_reaches_nobody_is_no_rejection(command: list[str], reader: str) -> None:
    shell = {"full": '"$@" > /dev/full', "gone": '"$@" | head -c 0; exit ${PIPESTATUS[0]}', "closed": '"$@" >&-'}
    paths = [str(path) for path in GOOD[:2] for _ in range(3)]
    done = subprocess.run(
        ["bash", "-c", shell[reader], "-", sys.executable, "-m", *command, *paths],
        cwd=ROOT, capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert done.returncode == (0 if reader == "closed" else 2)
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("command", [["proofs_check.kernel"], ["nnbarriers", "check"]], ids=["kernel", "barriers"])
def test_the_name_of_a_file_cannot_pass_for_a_verdict(command: list[str], tmp_path: Path) -> None:
    path = tmp_path / "x\nmine.json accepted A3"
    path.write_bytes(b"{}")
    done = subprocess.run(
        [sys.executable, "-m", *command, str(path)],
        cwd=ROOT, capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert done.returncode == 2
    assert not any(line.startswith("mine.json") for line in done.stdout.splitlines())
