"""Sweeps on a Dask cluster: the same bytes, and schedulers that do not answer are named."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from nnbarriers.sweeps.run import cluster
from tests.command.sweeping import ENVIRONMENT, ROOT, SPEC, sweep
from theory.exact import BarriersError

pytestmark = pytest.mark.infrastructure

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
