"""Build the machine-checked proofs from scratch, and refuse whatever they would merely assume; standard library only.

Run `python3 proofs_check/rocq/build.py [FOLDER]`, or `make proofs`. In a fresh folder and in this order:

1. the sources are read: nothing may be admitted or postulated, no check of Rocq switched off;
2. the files of `_CoqProject` are compiled by `coqc`, as many at a time as there are processors;
3. `Print Assumptions` must say of each theorem in `theorems.txt` that it is closed under the global context, or, of one
   over the real numbers (in a file `Real….v`), that it rests on exactly the axioms of the standard library's R: on
   `sig_forall_dec` and `functional_extensionality_dep`, and in the files of `COMPLETE` on `sig_not_dec` too;
4. what Rocq prints of these theorems, and of every definition that their statements rest on, must be `statements.txt`
   (`--write` writes it anew: then look at the difference);
5. `coqchk`, Rocq's separate checker, checks the compiled files again (not with `--quick`): it must find no axiom, and
   in those over the real numbers no further one than these three.

With `--keep PLACE` the sources and the compiled files are left there, for the tests.
Exit code 0: all proved. 1: refused, with the reason. 2: no Rocq here (as root it is installed by apt-get).
What the theorems say, and how that differs from the results in words, is for people to judge: see `Audit.md`.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from functools import partial
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))  # this file is run as a script, too

from proofs_check.rocq.answers import (
    CLOSED,
    READABLE,
    READABLE_REALS,
    check_again,
    closed,
    pinned,
    rechecked,
    run,
    statements,
)
from proofs_check.rocq.sources import (
    HERE,
    OPTIONS,
    ORDER,
    PROVED,
    Refused,
    assumptions,
    code,
    imported,
    project,
    real,
    theorems,
)

__all__ = [
    "CLOSED", "HERE", "OPTIONS", "ORDER", "PATIENCE", "PROVED", "READABLE", "READABLE_REALS", "STATEMENTS", "NoRocq",
    "Refused", "assumptions", "at_once", "build", "checks", "closed", "code", "compile_files", "imported", "installed",
    "keep_files", "main", "project", "real", "rechecked", "run", "statements", "theorems",
]  # fmt: skip

STATEMENTS = "statements.txt"
PATIENCE = 300
"""Seconds to wait for another installation, such as the automatic updates of a machine just started."""


class NoRocq(Exception):
    """There is no Rocq, and it cannot be installed."""


def at_once(tasks: Iterable[Callable[[], None]]) -> None:
    """Do what does not depend on each other, as much at a time as there are processors; raise what a task raised."""
    with ThreadPoolExecutor(len(os.sched_getaffinity(0))) as workers:
        for future in [workers.submit(task) for task in tasks]:
            future.result()


def compile_files(files: list[str], folder: Path, options: Iterable[str] = ()) -> None:
    """Compile the files of a folder, each after those that it requires; raises `Refused`."""
    graph = {file: imported((folder / file).read_text()) & set(files) for file in files}
    order = TopologicalSorter(graph)
    try:
        order.prepare()
    except CycleError as circle:
        raise Refused(f"files that require each other: {', '.join(circle.args[1])}") from circle

    def compiled(file: str) -> str:
        start = time.monotonic()
        run(["coqc", *options, *OPTIONS, file], folder)
        print(f"compiled {file} ({time.monotonic() - start:.1f} s)", flush=True)  # noqa: T201
        return file

    running: set[Future[str]] = set()
    with ThreadPoolExecutor(len(os.sched_getaffinity(0))) as workers:
        try:
            while order.is_active():
                ready = sorted(order.get_ready(), key=files.index)
                running |= {workers.submit(compiled, file) for file in ready}
                done, running = wait(running, return_when=FIRST_COMPLETED)
                for future in done:
                    order.done(future.result())
        finally:
            workers.shutdown(cancel_futures=True)


def installed() -> None:
    """Install Rocq if it is missing; raises `NoRocq` where that is not possible."""
    if shutil.which("coqc"):
        return
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        raise NoRocq("coqc is not installed (on Debian: apt-get install coq)")
    try:
        run(["apt-get", "update", "-q"], HERE)
        run(["apt-get", "-o", f"DPkg::Lock::Timeout={PATIENCE}", "install", "-qy", "coq"], HERE)
    except Refused as failure:
        raise NoRocq(str(failure)) from failure


def checks(
    names: list[str], files: list[str], folder: Path, pins: Path, *, quick: bool, write: bool, also: str = ""
) -> list[Callable[[], None]]:
    """Return what is to be checked of compiled files: what theorems rest on, what they state, and all once more.

    If several fail the first is told.  `pins` is the file of the statements, which is written anew if so wanted.
    """

    def stated() -> None:
        now = statements(names, files, folder, also)
        if write:
            pins.write_text(now)
        pinned(now, pins)
        print(f"the statements and their definitions are those of {STATEMENTS}", flush=True)  # noqa: T201

    again = (
        [] if quick else [partial(check_again, files, folder, over_reals=over_reals) for over_reals in (False, True)]
    )
    return [partial(closed, names, folder), *again, stated]


def keep_files(files: list[str], folder: Path, place: Path) -> None:
    """Leave sources and their compiled files in a place, and nothing else."""
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir(parents=True)
    for file in files:
        shutil.copy(folder / file, place)
        shutil.copy(folder / f"{file}o", place)


def build(folder: Path, *, quick: bool = False, write: bool = False, keep: Path | None = None) -> list[str]:
    """Check everything and return the theorems; raises `Refused` or `NoRocq`."""
    files, names = project(folder), theorems(folder)
    for file in files:
        if found := list(assumptions((folder / file).read_text())):
            raise Refused(f"{file}: {', '.join(found)}")
    installed()
    with tempfile.TemporaryDirectory() as place:
        fresh = Path(place)
        for file in files:
            shutil.copy(folder / file, fresh)
        compile_files(files, fresh)
        at_once(checks(names, files, fresh, folder / STATEMENTS, quick=quick, write=write))
        if keep:
            keep_files(files, fresh, keep)
    return names


def main(arguments: list[str] | None = None) -> int:
    """Run the command and return its exit code."""
    parser = argparse.ArgumentParser(description="Build the machine-checked proofs from scratch.")
    parser.add_argument("folder", nargs="?", type=Path, default=HERE, help="where the sources are (default: here)")
    parser.add_argument("--quick", action="store_true", help="leave out the second check, by coqchk")
    parser.add_argument("--write", action="store_true", help=f"write {STATEMENTS} anew instead of comparing with it")
    parser.add_argument("--keep", type=Path, metavar="PLACE", help="leave the sources and the compiled files there")
    given = parser.parse_args(arguments)
    try:
        names = build(given.folder, quick=given.quick, write=given.write, keep=given.keep)
    except (Refused, NoRocq) as reason:
        print(f"refused: {reason}" if isinstance(reason, Refused) else reason, file=sys.stderr)  # noqa: T201
        return 1 if isinstance(reason, Refused) else 2
    for name in names:
        print(f"proved   {name}: {'from the axioms of R' if real(name) else CLOSED.lower()}")  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main())
