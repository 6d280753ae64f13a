"""The command `barriers sweep`: many tasks, on one machine or many, resumable."""

from __future__ import annotations

import os
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from nnbarriers.command.console import JSON, err, exit_codes, out, progress, tell
from nnbarriers.sweeps.run import SECONDS, Outcome, cluster, processes, run_tasks
from nnbarriers.sweeps.spec import Task, read_spec
from nnbarriers.sweeps.store import Store
from theory.exact import BarriersError

__all__ = ["sweep_command"]

EVERY = 10
"""Seconds between two lines of progress where there is no terminal."""


@click.command(
    "sweep",
    epilog=exit_codes(
        "all done", one="some tasks failed, each with its reason in the results", two="the sweep could not go on"
    ),
)
@click.argument("spec", type=click.Path(path_type=Path))
@click.option("-o", "path", type=click.Path(path_type=Path), default=None, help="Results. [default: SPEC.jsonl]")
@click.option("--workers", type=click.IntRange(1, 1024), default=None, help="Local processes. [default: all cores]")
@click.option("--scheduler", metavar="ADDRESS", default=None, help="A Dask scheduler instead, such as tcp://host:8786.")
@click.option(
    "--seconds",
    type=click.IntRange(1, 10**7),
    default=None,
    help=f"For one local task; more ends it. [default: {SECONDS}]",
)
@click.option("--retry-failed", is_flag=True, help="Run again the tasks that have failed before.")
@JSON
def sweep_command(
    spec: Path, path: Path | None, workers: int | None, scheduler: str | None, seconds: int | None, retry_failed: bool,
    as_json: bool,
) -> None:  # fmt: skip
    """Run all tasks of SPEC.toml that are not yet in the results, and append them, each as soon as it is done."""
    if scheduler is not None and (workers or seconds):
        raise BarriersError("--workers and --seconds are for local processes; a Dask cluster has its own: choose one")
    tasks = read_spec(spec)
    where = path or spec.with_suffix(".jsonl")
    if where.resolve() == spec.resolve():
        raise BarriersError(f"{where}: the results would overwrite the SPEC")
    with Store(where) as store:
        again = {name for name, r in store.records.items() if retry_failed and r["status"] == "failed"}
        missing = [task for task in tasks if task.name in again or not store.stands(task.name)]
        if missing:
            with (
                running(missing, workers or os.cpu_count() or 1, scheduler, seconds or SECONDS) as outcomes,
                progressing(len(missing)) as go,
            ):
                for record, certificate in outcomes:
                    store.add(record, certificate)
                    go(str(record["task"]))
        ours = [store.records[task.name] for task in tasks]
        summary(store, ours, len(tasks) - len(missing), as_json=as_json)
    if any(record["status"] == "failed" for record in ours):
        sys.exit(1)


@contextmanager
def running(tasks: list[Task], workers: int, scheduler: str | None, seconds: int) -> Iterator[Iterator[Outcome]]:
    """Yield the outcomes of the tasks, from local processes or a cluster."""
    if scheduler is not None:
        with cluster(scheduler) as (executor, threads):
            yield run_tasks(tasks, lambda: executor, threads)
    else:
        width = min(workers, len(tasks))
        outcomes = run_tasks(tasks, lambda: processes(width), width, seconds=seconds)
        try:
            yield outcomes
        finally:
            outcomes.close()


@contextmanager
def progressing(total: int) -> Iterator[Callable[[str], None]]:
    """Yield what is to be called after each task: it shows which, how many are done, how long the rest may take."""
    last, first, done = time.monotonic(), 0.0, 0
    with progress(total, "sweeping", remaining=True) as (bar, task):

        def advance(name: str) -> None:
            nonlocal done, first, last
            done += 1
            bar.update(task, advance=1, description=f"done: {name}")
            now = time.monotonic()
            first = first or now  # before it, processes were starting: that says nothing about the rest
            if not err.is_terminal and now - last >= EVERY:
                last = now
                left = f", about {(now - first) / (done - 1) * (total - done):.0f} s left" if done > 1 else ""
                err.print(f"{done} of {total} tasks{left}")

        yield advance


def summary(store: Store, ours: list[dict[str, object]], before: int, *, as_json: bool) -> None:
    """Say what is in the results now, and why tasks failed."""
    counts = Counter(str(record["status"]) for record in ours)
    reasons = Counter(str(record["reason"]) for record in ours if record["status"] == "failed")
    if as_json:
        tell(
            {
                "tasks": len(ours), "already": before, **{s: counts[s] for s in ("done", "open", "failed")},
                "reasons": dict(reasons), "results": str(store.path), "certificates": str(store.folder),
            }
        )  # fmt: skip
        return
    told = ", ".join(f"{counts[s]} {s}" for s in ("done", "open", "failed") if counts[s])
    out.print(f"{len(ours)} tasks ({before} from before): {told}; in {store.path}", soft_wrap=True)
    for reason, count in reasons.most_common(5):
        out.print(f"    {count} failed: {reason}", soft_wrap=True)
    if len(store.records) > len(ours):
        out.print(f"    {len(store.records) - len(ours)} results there are of tasks that this SPEC does not have")
