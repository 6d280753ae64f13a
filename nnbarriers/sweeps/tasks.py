"""One task of a sweep, run wherever it lands: its record and its certificate.

A record has no time, no place and no order in it, so the same task gives the same bytes on every scheduler.
"""

from __future__ import annotations

import hashlib
import os
import signal
import threading
import time
from contextlib import AbstractContextManager, nullcontext
from typing import Any

from constructions.certificates import canonical, sha256
from constructions.training_sets import double_training_set
from nnbarriers.demonstrations.contestants import contestant
from nnbarriers.demonstrations.matches import Match, match_a, match_family
from nnbarriers.sweeps.problems import ABOUT_PROBLEMS, Told, asked
from nnbarriers.sweeps.spec import Task, family_of
from proofs_check.kernel import check_bytes

__all__ = ["run_task", "settle_in"]

TURN = threading.Lock()
"""Random states and options of libraries belong to a process, so the threads of a cluster's worker take turns."""


def run_task(task: Task) -> tuple[dict[str, Any], str | None]:
    """Return a task's record and its certificate's text; a failure is a record that says why, and never raises."""
    record = {"task": task.name, **task.describe(), "seed": task.seed}
    try:
        with TURN, _one_thread():
            if task.result in ABOUT_PROBLEMS:
                return _of_problem(
                    record, asked(task.result, task.trainer, task.place, dict(task.parameters), task.seed)
                )
            match = _match(task)
    except Exception as error:
        told = _reason(error)
        return {**record, "status": "failed", "reason": told.replace(task.place or task.trainer, task.trainer)}, None
    if match.certificate is None:
        return {**record, "status": "done" if match.holds else "open", "numbers": match.numbers}, None
    text = canonical(match.certificate)
    verdict = check_bytes(text.encode())
    if verdict.verdict != "accepted" or not match.holds:
        told = verdict.report[0] if verdict.report else ""
        return {**record, "status": "failed", "reason": f"the kernel says {verdict.verdict}: {told}"}, text
    return {**record, "status": "done", "numbers": match.numbers, "certificate": sha256(match.certificate)}, text


def _of_problem(record: dict[str, Any], told: Told) -> tuple[dict[str, Any], str | None]:
    """Return the record of a problem in a file; its certificate was checked."""
    record |= {"status": "done" if told.decided else "open", "numbers": told.numbers}
    if told.certificate is None:
        return record, None
    return {**record, "certificate": hashlib.sha256(told.certificate.encode()).hexdigest()}, told.certificate


def _match(task: Task) -> Match:
    who, given = contestant(task.trainer), dict(task.parameters)
    if task.result == "A":
        data = double_training_set(given["points"], dimension=given["dimension"])
        return match_a(who, data, given["hidden"], task.seed)
    family, alpha = family_of(task.result, given)
    return match_family(who, family, alpha, task.seed)


def _reason(error: Exception) -> str:
    told = " ".join(str(error).split())
    return f"{type(error).__name__}: {told}"[:300]


def _one_thread() -> AbstractContextManager[Any]:
    """Keep linear algebra to one thread: sums are then the same on every machine of a kind, and processes share it."""
    try:
        from threadpoolctl import threadpool_limits
    except ImportError:
        return nullcontext()
    limits: AbstractContextManager[Any] = threadpool_limits(1)
    return limits


def settle_in(parent: int) -> None:
    """Prepare a worker: its output goes to stderr, Ctrl-C is for the coordinator, and it ends when that has gone."""
    os.dup2(2, 1)
    signal.signal(signal.SIGINT, signal.SIG_IGN)

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(1)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
