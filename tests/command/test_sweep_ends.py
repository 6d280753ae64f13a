"""Sweeps that are killed or interrupted, or whose trainers are: nothing is lost, nothing stays."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from nnbarriers.sweeps.run import _Flight, processes
from nnbarriers.sweeps.spec import Task
from tests.command.sweeping import ENVIRONMENT, lines, spec, sweep

pytestmark = pytest.mark.infrastructure


def test_a_killed_worker_loses_nothing_and_a_task_that_kills_its_own_is_named(here: Path) -> None:
    spec(here, "once")
    assert sweep(here, "--workers", 2)[1]["done"] == 3
    assert (here / "died").exists()
    spec(here, "deadly")
    code, told, _ = sweep(here, "--workers", 2, "-o", "t.jsonl")
    assert code == 1
    assert (told["done"], told["failed"]) == (2, 1)
    assert told["reasons"] == {"the process that ran it died, again and again": 1}


def test_a_trainer_that_cannot_be_interrupted_is_ended_with_its_process_and_costs_no_other_task(here: Path) -> None:
    spec(here, "stubborn")
    code, told, _ = sweep(here, "--workers", 2, "--seconds", 12)
    assert (code, told["done"], told["failed"]) == (1, 2, 1)
    assert told["reasons"] == {"no answer in 12 s": 1}
    spec(here, 'deadly", "mine:stubborn')
    code, told, _ = sweep(here, "--workers", 2, "--seconds", 12, "-o", "t.jsonl")
    assert (code, told["done"]) == (1, 2)
    assert told["reasons"] == {"no answer in 12 s": 1, "the process that ran it died, again and again": 1}
    assert gone(here)


@pytest.fixture
def interruptible() -> Iterator[None]:
    """Ctrl-C is heard here and in processes begun here, even where the tests run in the background of a shell."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("interruptible")
def test_ctrl_c_ends_a_sweep_and_its_processes_at_once_whatever_a_trainer_catches(here: Path) -> None:
    spec(here, "stubborn")
    command = [sys.executable, "-m", "nnbarriers", "sweep", "s.toml", "--workers", "2"]
    with subprocess.Popen(command, cwd=here, env=ENVIRONMENT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as run:
        until = time.monotonic() + 60
        while not list(here.glob("pid-*")):
            assert run.poll() is None and time.monotonic() < until
            time.sleep(0.02)
        try:
            run.send_signal(signal.SIGINT)
            _, errors = run.communicate(timeout=20)
        finally:
            run.kill()
    assert run.returncode == 130
    assert errors == b"barriers: interrupted; no file was left half-written\n"
    assert gone(here)


@pytest.mark.usefixtures("interruptible")
def test_ctrl_c_while_a_task_is_launched_comes_when_its_process_is_known() -> None:
    class Pool(ThreadPoolExecutor):
        def submit(self, *given: Any, **named: Any) -> Future[Any]:
            signal.raise_signal(signal.SIGINT)
            return super().submit(*given, **named)

    with Pool(1) as pool:
        flight = _Flight(pool, lambda _: ({}, None), 9)
        with pytest.raises(KeyboardInterrupt):
            flight.launch(Task("A", "map-evidence", (), 0, 0))
        assert [f.result(9) for f in flight.tasks] == [({}, None)]
        assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_a_trainer_that_raises_keyboardinterrupt_fails_and_interrupts_nothing(here: Path) -> None:
    spec(here, 'interrupting", "mine:deadly')  # beside one that breaks the pool, so that it runs on its own too
    code, told, errors = sweep(here, "--workers", 1)
    assert (code, told["done"], errors) == (1, 2, "")
    own, other = sorted(told["reasons"])
    assert "the algorithm raised KeyboardInterrupt (mine.py, line " in own
    assert other == "the process that ran it died, again and again"


def test_a_trainer_that_ends_its_own_process_fails_and_harms_no_other(here: Path) -> None:
    spec(here, "leaving")
    code, told, errors = sweep(here, "--workers", 1)
    assert (code, told["done"], told["failed"], errors) == (1, 2, 1, "")
    assert "the algorithm ended its process (exit code 0)" in "".join(told["reasons"])


@pytest.mark.parametrize("busy", [False, True])
def test_a_pool_that_is_ended_leaves_no_thread_that_the_end_of_the_interpreter_would_meet(busy: bool) -> None:
    before = set(threading.enumerate())
    pool = processes(1)
    pool.submit(int).result()
    led = set(threading.enumerate()) - before
    lost = pool.submit(time.sleep, 600) if busy else None
    pool.end()
    assert led and not any(thread.is_alive() for thread in led)
    assert lost is None or lost.cancelled() or lost.exception() is not None


def test_a_killed_coordinator_loses_at_most_what_was_in_flight_and_leaves_no_workers(here: Path) -> None:
    spec(here, "slow", "widths = [[2, 1, 1], [2, 2, 1], [3, 1, 1]]\nseeds = 8")
    command = [sys.executable, "-m", "nnbarriers", "sweep", "s.toml", "--workers", "2"]
    started = subprocess.Popen(command, cwd=here, env=ENVIRONMENT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    path = here / "s.jsonl"
    until = time.monotonic() + 60
    while not path.exists() or path.read_bytes().count(b"\n") < 3:
        assert started.poll() is None and time.monotonic() < until
        time.sleep(0.02)
    started.send_signal(signal.SIGKILL)
    started.wait()
    kept = path.read_bytes()
    kept = kept[: kept.rfind(b"\n") + 1]
    with path.open("ab") as stream:
        stream.write(b'{"certificate":"torn')
    workers = [int(p.name[4:]) for p in here.glob("pid-*")]
    while any(alive(pid) for pid in workers):
        assert time.monotonic() < until
        time.sleep(0.1)
    code, told, _ = sweep(here, "--workers", 2)
    assert code == 0
    assert (told["already"], told["done"]) == (kept.count(b"\n"), 26)
    assert 3 <= told["already"] < 26
    assert path.read_bytes().startswith(kept)
    assert sweep(here, "-o", "t.jsonl")[0] == 0
    assert lines(here / "t.jsonl") == lines(path)


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def gone(folder: Path) -> bool:
    """Whether all processes that left their numbers here end within seconds."""
    until = time.monotonic() + 5
    while (found := any(alive(int(path.name[4:])) for path in folder.glob("pid-*"))) and time.monotonic() < until:
        time.sleep(0.01)
    return not found
