"""`barriers sweep`: the same bytes however it is run; whatever is killed loses nothing; errors are one line."""

from __future__ import annotations

import json
import os
import resource
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from nnbarriers.command.sweep import progressing
from nnbarriers.sweeps.run import _Flight, cluster, processes
from nnbarriers.sweeps.spec import Task
from theory.exact import BarriersError

pytestmark = pytest.mark.infrastructure
ROOT = Path(__file__).parents[2]
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT)}
SPEC = """
[[study]]
result = "A"
trainers = ["map-evidence"]
points = [20]
hidden = [[3], [4]]
seeds = 3
[[study]]
result = "B"
trainers = ["k-nn", "constructions.trainers.simple:coin"]
[[study]]
result = "C:P3"
trainers = ["constructions.trainers.simple:coin"]
digits = [2, 3]
"""
TRAINERS = '''
import os, signal, time
from pathlib import Path
from constructions.trainers.simple import coin

def kill_host():
    """Kill the process that runs the task: it started the one that started this one."""
    os.kill(int(Path(f"/proc/{os.getppid()}/stat").read_text().rpartition(")")[2].split()[1]), signal.SIGKILL)
    time.sleep(60)

def leaving(problem, oracle, tape):
    os._exit(0)

def once(problem, oracle, tape):
    """Kill the process that runs the task, the first time ever."""
    try:
        Path("died").touch(exist_ok=False)
    except FileExistsError:
        return coin(problem, oracle, tape)
    kill_host()

def deadly(problem, oracle, tape):
    kill_host()

def slow(problem, oracle, tape):
    Path(f"pid-{os.getpid()}").touch()
    time.sleep(0.02)
    return coin(problem, oracle, tape)

def stubborn(problem, oracle, tape):
    Path(f"pid-{os.getpid()}").touch()
    while True:
        try:
            time.sleep(999)
        except BaseException:
            pass

def interrupting(problem, oracle, tape):
    raise KeyboardInterrupt
'''


@pytest.fixture
def here(tmp_path: Path) -> Path:
    (tmp_path / "s.toml").write_text(SPEC)
    (tmp_path / "mine.py").write_text(TRAINERS)
    return tmp_path


def sweep(folder: Path, *options: object, **given: Any) -> tuple[int, dict[str, Any], str]:
    """Run the command; its exit code, what it told, its errors."""
    done = subprocess.run(
        [sys.executable, "-m", "nnbarriers", "sweep", "s.toml", "--json", *map(str, options)],
        cwd=folder, env=ENVIRONMENT, capture_output=True, text=True, check=False, timeout=200, **given,
    )  # fmt: skip
    return done.returncode, json.loads(done.stdout) if done.stdout else {}, done.stderr


def lines(path: Path) -> list[bytes]:
    return sorted(path.read_bytes().splitlines(keepends=True))


def spec(folder: Path, trainer: str, more: str = "") -> None:
    (folder / "s.toml").write_text(
        f'[[study]]\nresult = "B"\ntrainers = ["mine:{trainer}"]\n{more}\n[[study]]\nresult = "C:P1"\n'
        'trainers = ["constructions.trainers.simple:coin"]\ndigits = [2, 3]\n'
    )


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


def test_the_time_left_is_the_pace_of_the_tasks_without_the_start_of_the_processes(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    clock = iter([0, 20, 21, 31, 35])  # twenty seconds go by until anything runs
    monkeypatch.setattr("nnbarriers.command.sweep.time", SimpleNamespace(monotonic=lambda: next(clock)))
    with progressing(12) as go:
        for name in "abcd":
            go(name)
    assert capsys.readouterr().err == "1 of 12 tasks\n3 of 12 tasks, about 50 s left\n"


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


CLUSTER = """
import sys
from distributed import LocalCluster
if __name__ == "__main__":
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None, scheduler_port=0) as cluster:
        print(cluster.scheduler_address, flush=True)
        sys.stdin.read()
"""


@pytest.fixture
def scheduler(here: Path) -> Iterator[str]:
    pytest.importorskip("distributed", reason="distributed is not installed: pip install distributed")
    (here / "cluster.py").write_text(CLUSTER)
    with subprocess.Popen(
        [sys.executable, "cluster.py"], cwd=here, env={**ENVIRONMENT, "PYTHONPATH": f"{ROOT}:{here}"}, text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
    ) as process:  # fmt: skip
        assert process.stdout
        yield process.stdout.readline().strip()
        process.kill()


def test_a_dask_cluster_gives_the_same_bytes_though_a_worker_of_it_is_killed(here: Path, scheduler: str) -> None:
    (here / "s.toml").write_text(SPEC.replace('"k-nn"', '"k-nn", "mine:once", "mine:deadly"'))
    code, told, _ = sweep(here, "--scheduler", scheduler)
    for _ in range(4):  # Dask gives up a task with which four workers died, though another task killed them
        if told["failed"] > 1:
            code, told, _ = sweep(here, "--scheduler", scheduler, "--retry-failed")
    assert (code, told["done"], told["failed"]) == (1, 11, 1)
    assert (here / "died").exists()
    assert sweep(here, "--workers", 2, "-o", "t.jsonl")[0] == 1
    last = {json.loads(line)["task"]: line for line in (here / "s.jsonl").read_bytes().splitlines()}
    assert last == {json.loads(line)["task"]: line for line in (here / "t.jsonl").read_bytes().splitlines()}


def test_a_scheduler_that_does_not_answer_is_named(here: Path) -> None:
    pytest.importorskip("distributed", reason="distributed is not installed: pip install distributed")
    code, told, errors = sweep(here, "--scheduler", "tcp://127.0.0.1:1")
    assert (code, told) == (2, {})
    assert errors.count("\n") == 1
    assert "no Dask scheduler answers at tcp://127.0.0.1:1" in errors
    assert not (here / "s.jsonl").exists()


@pytest.mark.parametrize(
    ("says", "reason"), [(b"", "does not speak Dask's protocol"), (b"SSH-2.0-OpenSSH_9.2\r\n", "Unable to allocate")]
)
def test_what_listens_and_is_no_scheduler_is_not_waited_for(
    says: bytes, reason: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The library itself waits for ever for the first words, and takes those of another protocol for a size."""
    pytest.importorskip("distributed", reason="distributed is not installed: pip install distributed")
    monkeypatch.setattr("nnbarriers.sweeps.run.CONNECT", 2)
    with socket.create_server(("127.0.0.1", 0)) as server:

        def greet() -> None:
            with server.accept()[0] as caller:
                caller.sendall(says)
                done.wait()

        done = threading.Event()
        threading.Thread(target=greet, daemon=True).start()
        address = f"tcp://127.0.0.1:{server.getsockname()[1]}"
        with pytest.raises(BarriersError, match=f"no Dask scheduler answers at {address} .*{reason}"), cluster(address):
            pass
        done.set()
