"""Folders of counterexamples: the list of them, and their replay one by one in a process that can be ended."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from concurrent.futures import BrokenExecutor
from concurrent.futures import TimeoutError as TooLate
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from constructions.files import read_bytes
from constructions.points import read_counterexample, read_property
from constructions.properties import Property
from nnbarriers.readings import Reading, read_model
from nnbarriers.replaying import Replay, replay
from nnbarriers.sweeps.run import processes
from theory.exact import BarriersError, shown, write_rational

__all__ = ["SECONDS", "Row", "as_json", "exit_code", "instances", "replayed"]

SECONDS, MOST = 60, 10_000
"""Seconds for a row, unless others are given; rows of a list, at most."""
LIST, HEADER = "instances.csv", "network,property,counterexample"


@dataclass(frozen=True)
class Row:
    """Three files of a folder, as its list names them."""

    folder: Path
    names: tuple[str, str, str]


def instances(folder: Path) -> list[Row]:
    """Return the rows of a folder's instances.csv; raises `BarriersError` for paths that leave the folder."""
    where = folder / LIST
    try:
        lines = read_bytes(where).decode("utf-8").splitlines()
    except UnicodeDecodeError:
        raise BarriersError(f"{where}: not a text in UTF-8") from None
    rows = []
    for number, line in enumerate(lines, 1):
        names = [name.strip() for name in line.split(",")]
        if not line.strip() or (number == 1 and ",".join(names) == HEADER):
            continue
        if len(names) != 3 or not all(names):
            raise BarriersError(f"{where}: line {number}: a row is {HEADER}, got {shown(line)}")
        if re.fullmatch(r"\d+(\.\d+)?", names[2]):
            raise BarriersError(
                f"{where}: line {number}: the third column is a counterexample's file, not a limit of time: {HEADER}"
            )
        for name in names:
            _inside(folder, name, f"{where}: line {number}")
        rows.append(Row(folder, (names[0], names[1], names[2])))
        if len(rows) > MOST:
            raise BarriersError(f"{where}: more than {MOST} rows; split the list")
    if not rows:
        raise BarriersError(f"{where}: has no row {HEADER}")
    return rows


def _inside(folder: Path, name: str, where: str) -> None:
    """Raise `BarriersError` for a path that is not below the folder, links followed."""
    path = Path(name)
    try:
        inside = not path.is_absolute() and (folder / path).resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError, ValueError):
        inside = False
    if not inside or ".." in path.parts or not name.isprintable():
        raise BarriersError(f"{where}: {shown(name)} is not inside the folder; paths are relative to it, without ..")


def replayed(rows: Sequence[Row], seconds: int) -> Iterator[dict[str, Any]]:
    """Yield what is told of each row; one that takes longer, or kills its process, is an error like any other."""
    pool = processes(1)
    try:
        for row in rows:
            try:
                yield _told(row, **pool.submit(_replayed, row).result(timeout=seconds))
                continue
            except TooLate:
                why = f"takes longer than {seconds} s: give --seconds"
            except BrokenExecutor:
                why = "its process died, of a lack of memory perhaps"
            pool.end()
            pool = processes(1)
            yield _told(row, f"error: {why}")
    finally:
        pool.end()


def _told(row: Row, verdict: str, **found: Any) -> dict[str, Any]:
    nothing = dict.fromkeys(("holds", "in_box", "excess", "outputs", "difference", "read_as"))
    named = dict(zip(HEADER.split(","), row.names, strict=True))
    return {**named, "verdict": verdict, **nothing, **found}


@lru_cache(maxsize=4)
def _network(path: Path) -> Reading:
    return read_model(path, "replay")


@lru_cache(maxsize=4)
def _property(path: Path) -> Property:
    return read_property(path)


def _replayed(row: Row) -> dict[str, Any]:
    """Replay one row, in a process of its own; networks and properties that come again are read once."""
    network, asked, witness = (row.folder / name for name in row.names)
    try:
        wanted = _property(asked)
        return as_json(replay(_network(network), read_counterexample(witness, wanted), wanted))
    except BarriersError as error:
        return {"verdict": f"error: {error}"}
    except Exception as error:
        return {"verdict": f"error: {type(error).__name__}: {' '.join(str(error).split())[:200]}"}


def as_json(found: Replay) -> dict[str, Any]:
    """Return the machine output of one replay."""
    excess, difference = found.excess, found.difference
    return {
        "verdict": found.verdict,
        "holds": found.holds,
        "in_box": found.in_box,
        "excess": None if excess is None else write_rational(excess),
        "outputs": [write_rational(v) for v in found.outputs],
        "difference": None if difference is None else write_rational(difference),
        "read_as": found.read_as,
    }


def exit_code(found: Sequence[dict[str, Any]]) -> int:
    """Return 1 if something is no counterexample, else 2 if something is an error, else 0."""
    verdicts = [row["holds"] for row in found]
    return 1 if False in verdicts else 2 if None in verdicts else 0
