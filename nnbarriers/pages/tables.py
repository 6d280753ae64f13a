"""What people look at: tables for the terminal and the picture of a trained network before and after eta.

Floats appear here for drawing only; every count in a caption was decided exactly.
"""

from __future__ import annotations

import io
from fractions import Fraction
from pathlib import Path
from typing import Any

from rich.table import Table
from rich.text import Text

from constructions.files import write_bytes
from constructions.instability import UniversalPerturbation
from constructions.training_sets import label
from nnbarriers.demonstrations.rows import Demonstration
from proofs_check.evidence import Evidence
from theory.exact import BarriersError
from theory.results import Result

__all__ = ["demonstration_table", "draw", "markdown", "results_table"]


def demonstration_table(rows: list[Demonstration]) -> Table:
    """Return the table that `barriers demonstrate` prints."""
    table = Table(title="What was found, and what supports it", title_justify="left")
    for name in ("result", "instance", "claim", "evidence", "verdict"):
        table.add_column(name, no_wrap=name in ("result", "verdict"), overflow="fold")
    for row in rows:
        colour = "green" if row.good else "red"
        evidence = row.evidence if row.sha256 is None else f"{row.evidence} {row.sha256[:8]}"
        cells = (row.result, row.instance, row.claim, evidence)
        table.add_row(*map(Text, cells), Text(row.verdict, colour))
    return table


def markdown(rows: list[Demonstration]) -> str:
    """Return the table of `barriers demonstrate` for a page.

    >>> print(markdown([Demonstration("A5", "(2; 2; 1)", "right", "certificate", "accepted", "f", "01234567")]))
    | result | instance | claim | evidence | verdict |
    |---|---|---|---|---|
    | A5 | (2; 2; 1) | right | certificate 01234567 | accepted |
    """
    lines = ["| result | instance | claim | evidence | verdict |", "|---|---|---|---|---|"]
    for row in rows:
        evidence = row.evidence if row.sha256 is None else f"{row.evidence} {row.sha256[:8]}"
        cells = (row.result, row.instance, row.claim, evidence, row.verdict)
        lines.append(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |")
    return "\n".join(lines)


def results_table(results: tuple[Result, ...], evidence: Evidence | None) -> Table:
    """Return the table that `barriers results` prints; with numbers of tests if a run of them has written any."""
    table = Table(title="The registry of results", title_justify="left")
    for name in ("ID", "title", "match", "evidence" if evidence is None else f"tests passed ({evidence.profile})"):
        table.add_column(name, no_wrap=name == "ID", overflow="fold")
    for result in results:
        seen = ", ".join(result.evidence) if evidence is None else evidence.seen(result)
        table.add_row(*map(Text, (result.id, result.title, result.match, seen)))
    return table


def draw(found: UniversalPerturbation, path: Path) -> None:
    """Draw f_a, the data and the network along the line, before and after eta, to a file (.svg, .png or .pdf).

    Raises `BarriersError` if matplotlib is missing.
    """
    try:
        import matplotlib

        matplotlib.use("Agg")
        from matplotlib import pyplot
    except ImportError:
        raise BarriersError("drawing needs matplotlib: pip install matplotlib") from None
    matplotlib.rcParams["svg.hashsalt"] = "barriers"  # the same picture every time
    n = len(found.data)
    figure, (before, after) = pyplot.subplots(2, 1, figsize=(9, 5.2), sharex=True, sharey=True, layout="constrained")
    outputs = [
        found.network.evaluate([[v + e for v, e in zip(point, eta, strict=True)] for point in found.data.points])
        for eta in ([Fraction(0)] * len(found.eta), found.eta)
    ]
    for axes, values, bad, title in (
        (before, outputs[0], found.before, f"Before: the network fails at {len(found.before)} of {n} training points"),
        (
            after,
            outputs[1],
            found.indices,
            f"After one perturbation of size {float(found.norm):.1e}: it fails at {len(found.indices)} of {n} at once"
            f" (the theorem promises at least {found.promised})",
        ),
    ):
        _shade(axes, found)
        failing = set(bad)
        for wrong, colour, marker, name in ((False, "#0072B2", "o", "right"), (True, "#D55E00", "X", "fails")):
            chosen = [k for k in range(1, n + 1) if (k in failing) == wrong]
            axes.scatter(
                [float(found.data.x1[k - 1]) for k in chosen],
                [float(values[k - 1]) for k in chosen],
                c=colour,
                marker=marker,
                s=26,
                label=name,
                zorder=3,
            )
        axes.set_title(title, fontsize=10, loc="left")
        axes.set_ylabel("network output")
    _line(after, found)
    after.set_xlabel("$x_1$ (logarithmic); shaded where $f_a = 1$")
    after.set_xscale("log")
    after.legend(loc="upper right", fontsize=8)
    picture = io.BytesIO()
    kind = path.suffix.lstrip(".")
    figure.savefig(picture, format=kind, metadata={"Date": None} if kind == "svg" else None)
    pyplot.close(figure)
    write_bytes(path, picture.getvalue())


def _shade(axes: Any, found: UniversalPerturbation) -> None:
    """Shade the level sets of f_a with label 1."""
    a = float(found.data.a)
    for k in range(len(found.data) + 1):
        if label(k):
            axes.axvspan(a / (k + 1), a / k if k else 1.05, color="#009E73", alpha=0.15, lw=0)
    axes.set_xlim(a / (len(found.data) + 1.2), 1.05)


def _line(axes: Any, found: UniversalPerturbation) -> None:
    """Draw the network along the line x_2 = 0, to which eta moves all points of one label."""
    zeros = [0] * (found.data.dimension - 2)
    line = found.network.restrict([0, 0, *zeros], [1, 0, *zeros])
    lo, hi = found.data.x1[-1], found.data.x1[0]
    knots = [lo, *(t for t in line.breakpoints if lo < t < hi), hi]
    axes.plot(
        [float(t) for t in knots],
        [float(line(t)) for t in knots],
        color="black",
        lw=1,
        label="network on the line $x_2=0$",
        zorder=2,
    )
