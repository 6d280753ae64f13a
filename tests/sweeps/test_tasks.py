"""A task's record is the same wherever it runs: in a process of its own, or in one of many threads."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
import pytest

from constructions.trainers.simple import candidates
from nnbarriers.sweeps.spec import Task
from nnbarriers.sweeps.tasks import run_task

pytestmark = pytest.mark.infrastructure
WIDTHS = ("widths", (2, 1, 1))


def shared(problem: Any, oracle: Any, tape: Any) -> Any:
    """Draw from the state of NumPy that a process has only once, as some libraries do, seeded by the coins."""
    np.random.seed(tape.integer(2))
    time.sleep(0.001)
    return candidates(problem)[int(np.random.random() < 0.5)]


def test_a_worker_of_many_threads_gives_what_one_thread_gives() -> None:
    """Threads that run at once seed the one state of NumPy over each other: hidden randomness, or another record."""
    accuracies = [f"{j}/100" for j in range(1, 13)]
    name = f"{__name__}:{shared.__name__}"
    tasks = [Task("B", name, (WIDTHS, ("accuracy", accuracy)), 0, 0) for accuracy in accuracies]
    alone = [run_task(task) for task in tasks]
    assert {record["status"] for record, _ in alone} == {"done"}
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(run_task, tasks)) == alone


def test_every_replicate_of_a_trainer_is_another_network() -> None:
    """With the two or three coins that are enumerated in B there would be four networks or eight, over and over."""
    given = (("points", 12), ("hidden", (3,)), ("dimension", 2))
    records = [run_task(Task("A", "map-evidence", given, replicate, 0))[0] for replicate in range(12)]
    assert len({record["certificate"] for record in records}) == 12
