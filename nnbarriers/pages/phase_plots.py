"""Phase diagrams for people: the computed values in colour, the theorem's curve on top.

Floats appear here for drawing only; every value was computed exactly.  The colours are told apart by everybody.
"""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

from constructions.files import write_bytes
from constructions.phases import Phase
from theory.exact import BarriersError

__all__ = ["curve", "draw_phase"]

CURVE = "#D55E00"


def curve(phase: Phase) -> tuple[list[float], list[float], str]:
    """Return where the theorem's bound starts to be trivial, as a line (x, y), and its name."""
    xs = sorted({float(cell.x) for cell in phase.cells})
    ends = [xs[0], xs[-1]]
    if phase.name == "pieces":
        return ends, [x - 1 for x in ends], "P = n − 1 (A6)"
    if phase.name == "precision":
        return ends, [(x - 1) / 2 for x in ends], "W²·N₁·δ = 1 (A8)"
    return ends, ends, "m = n: below, nothing beats 1/2 (W)"


def draw_phase(phase: Phase, path: Path) -> None:
    """Draw a phase to a file (.svg, .png or .pdf); raises `BarriersError` if matplotlib is missing."""
    kind = path.suffix.lstrip(".")
    if kind not in ("svg", "png", "pdf"):
        raise BarriersError(f"{path}: a picture ends in .svg, .png or .pdf")
    try:
        import matplotlib

        matplotlib.use("Agg")
        from matplotlib import pyplot
    except ImportError:
        raise BarriersError("drawing needs matplotlib: pip install matplotlib") from None
    matplotlib.rcParams["svg.hashsalt"] = "barriers"  # the same picture every time
    figure, axes = pyplot.subplots(figsize=(6.4, 4.4), layout="constrained")
    if phase.name == "accuracy":
        _steps(axes, phase)
    else:
        _map(figure, axes, phase)
    axes.set_xlabel(phase.axes[0])
    axes.legend(loc="best", fontsize=8)
    picture = io.BytesIO()
    figure.savefig(picture, format=kind, metadata={"Date": None} if kind == "svg" else None)
    pyplot.close(figure)
    write_bytes(path, picture.getvalue())


def _steps(axes: Any, phase: Phase) -> None:
    xs = [float(cell.x) for cell in phase.cells]
    axes.step(
        xs, [float(cell.bound) for cell in phase.cells], where="post", color=CURVE, lw=2, label="theorem (B2, B4)"
    )
    axes.plot(xs, [float(cell.attained) for cell in phase.cells], "o", color="#0072B2", ms=4, label="attained, exactly")
    axes.set_ylabel(phase.value)
    axes.set_ylim(0, 1.05)


def _map(figure: Any, axes: Any, phase: Phase) -> None:
    xs, ys = (sorted({getattr(cell, name) for cell in phase.cells}) for name in ("x", "y"))
    at = {(cell.x, cell.y): float(cell.attained) for cell in phase.cells}
    mesh = axes.pcolormesh(
        [float(x) for x in xs], [float(y) for y in ys], [[at[x, y] for x in xs] for y in ys], cmap="cividis",
        shading="nearest",
    )  # fmt: skip
    figure.colorbar(mesh, ax=axes, label=phase.value)
    line_x, line_y, name = curve(phase)
    bottom, top = axes.get_ylim()
    axes.plot(line_x, line_y, color=CURVE, lw=2.5, label=name)
    axes.set_ylim(bottom, top)
    axes.set_ylabel(phase.axes[1])
