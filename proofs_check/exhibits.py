"""What a folder of `barriers demonstrate` shows: its rows, and its certificates, checked again when they are read.

A certificate is believed for what the kernel says now, not for what a row says of it; a row whose certificate is
missing, changed or not accepted is shown as such.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path
from typing import Any

from constructions.files import read_bytes, strict_json, write_text
from constructions.instability import failing_set
from constructions.training_sets import label
from proofs_check.kernel import Verdict, check_file, defeat, families
from proofs_check.rows import Demonstration
from proofs_check.smt.questions import certificate_network
from theory.exact import BarriersError, rational
from theory.monotone import Monotone
from theory.piecewise import Interval

__all__ = ["ROWS", "Exhibit", "Game", "Slide", "Visit", "gather", "keep_rows", "slide", "visits"]

ROWS = "demonstration.jsonl"
"""The rows of `barriers demonstrate`, one JSON object a line; no certificate, hence not called .json."""
FIELDS = ("result", "instance", "claim", "evidence", "verdict", "certificate", "sha256")
PLACES, STEPS = 8, 12


@dataclass(frozen=True)
class Exhibit:
    """A certificate of the folder and what the kernel says of it now."""

    name: str
    verdict: Verdict
    body: dict[str, Any]


@dataclass(frozen=True)
class Visit:
    """The whole folder: rows, with the kernel's verdicts of today, and certificates by name."""

    rows: tuple[Demonstration, ...]
    exhibits: dict[str, Exhibit]


@dataclass(frozen=True)
class Slide:
    """At which points a network fails, exactly, as t moves: for s = 0 and 1, for each t a string of 0 and 1."""

    radius: Fraction
    times: tuple[Fraction, ...]
    failing: tuple[tuple[str, ...], tuple[str, ...]]
    start: int
    s: int
    shown: tuple[int, ...]


@dataclass(frozen=True)
class Game:
    """The runs on one input of a defeat, each with its success: right, wrong (False), or not known (None)."""

    name: str
    low: Fraction
    high: Fraction
    runs: tuple[tuple[defeat.Run, bool | None], ...]


def keep_rows(rows: Sequence[Demonstration], folder: Path) -> None:
    """Write the rows into their folder, certificates by their file's name."""
    lines = []
    for row in rows:
        name = None if row.certificate is None else Path(row.certificate).name
        lines.append(json.dumps({**row.as_json(), "certificate": name}, sort_keys=True, ensure_ascii=False))
    write_text(folder / ROWS, "\n".join(lines) + "\n")


def gather(folder: Path) -> Visit:
    """Read a folder and have all its certificates checked; raises `BarriersError` if there is nothing to show."""
    if not folder.is_dir():
        raise BarriersError(f"{folder} is no folder: `barriers demonstrate --out {folder}` makes one")
    exhibits = {path.name: _exhibit(path) for path in sorted(folder.glob("*.json")) if path.name != "evidence.json"}
    rows = tuple(_today(row, exhibits) for row in _rows(folder / ROWS)) if (folder / ROWS).exists() else ()
    named = {row.certificate for row in rows}
    for name, exhibit in exhibits.items():
        if name not in named:
            rows += (_alone(exhibit),)
    if not rows:
        raise BarriersError(f"nothing to show: {folder} has no certificates and no {ROWS}")
    return Visit(rows, exhibits)


def _exhibit(path: Path) -> Exhibit:
    verdict = check_file(path)
    body = strict_json(read_bytes(path), str(path)) if verdict.verdict == "accepted" else {}
    return Exhibit(path.name, verdict, body)


def _rows(path: Path) -> list[Demonstration]:
    found = []
    for number, line in enumerate(read_bytes(path).decode("utf-8", "replace").splitlines(), 1):
        value = strict_json(line.encode(), f"{path}, line {number}")
        if not isinstance(value, dict) or set(value) != set(FIELDS):
            raise BarriersError(f"{path}, line {number}: a row has the fields {', '.join(FIELDS)}")
        if not all(isinstance(value[f], str) or (value[f] is None and f in FIELDS[-2:]) for f in FIELDS):
            raise BarriersError(f"{path}, line {number}: the fields of a row are texts")
        found.append(Demonstration(**value))
    return found


def _today(row: Demonstration, exhibits: dict[str, Exhibit]) -> Demonstration:
    """Return the row with what the kernel says now of its certificate."""
    if row.certificate is None:
        return row
    exhibit = exhibits.get(row.certificate)
    if exhibit is None:
        return replace(row, verdict="certificate missing")
    if exhibit.verdict.sha256 != row.sha256:
        return replace(row, verdict="certificate changed", sha256=exhibit.verdict.sha256)
    return replace(row, verdict=_said(exhibit.verdict))


def _said(verdict: Verdict) -> str:
    return verdict.verdict if verdict.verdict == "accepted" else f"{verdict.verdict}: {verdict.report[0]}"


def _alone(exhibit: Exhibit) -> Demonstration:
    """Return a row for a certificate of which no row tells."""
    verdict = exhibit.verdict
    return Demonstration(
        verdict.result or "?", exhibit.name, verdict.report[0], "certificate", _said(verdict), exhibit.name,
        verdict.sha256,
    )  # fmt: skip


def slide(body: dict[str, Any]) -> Slide:
    """Return where the network of an accepted instability certificate fails as t moves over its balls, exactly."""
    witness, network = body["witness"], certificate_network(body)
    data, right = witness["data"], [_interval(value) for value in witness["g"]]
    g, r, delta = Monotone((right[0], right[1])), rational(data["radius"]), rational(data["delta"])
    x1 = [rational(x) for x in data["x1"]]
    labels, zeros = [label(k) for k in range(1, len(x1) + 1)], [Fraction(0)] * (data["dimension"] - 2)
    own = rational(body["claim"]["eta"][0])
    times = sorted({r * Fraction(i, STEPS + 1) for i in range(-STEPS, STEPS + 1)} | {own})
    masks: list[list[str]] = []
    for s in (0, 1):
        masks.append([])
        for t in times:
            points = [[x + t, delta * (y - s), *zeros] for x, y in zip(x1, labels, strict=True)]
            bad = set(failing_set(network, points, labels, g))
            masks[s].append("".join("1" if k in bad else "0" for k in range(1, len(x1) + 1)))
    shown = tuple(sorted({1 + i * (len(x1) - 1) // (PLACES - 1) for i in range(PLACES)}))
    return Slide(r, tuple(times), (tuple(masks[0]), tuple(masks[1])), times.index(own), witness["s"], shown)


def _interval(value: list[Any] | None) -> Interval | None:
    if value is None:
        return None
    left, lo, hi, right = value
    ends = [None if end is None else rational(end) for end in (lo, hi)]
    return Interval(ends[0], ends[1], left == "[", right == "]")


def visits(body: dict[str, Any]) -> list[Game]:
    """Return the runs on every input of an accepted certificate of a defeat, with their success as the kernel decides.

    Branch 0 is the limit, 1 and 2 are members.
    """
    claim = body["claim"]
    found, alpha = families.family(claim["family"]), rational(claim["accuracy"])
    games = []
    for place, runs in zip(claim["inputs"], body["witness"], strict=True):
        name = f"ι^{place['branch']}_{place['n']}" if place["branch"] else "ι_0"
        read = [defeat.read_run(run) for run in runs]
        decided = tuple((run, defeat.within(found, place["branch"], place["n"], run, alpha)) for run in read)
        games.append(Game(name, rational(place["low"]), rational(place["high"]), decided))
    return games
