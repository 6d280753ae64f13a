"""What one vector does to anybody's points, drawn: images before and after, or the margins of all points.

Whether a point is right or wrong is decided exactly; floats place ink and nothing else.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from html import escape
from itertools import groupby
from typing import Any

from constructions.ascent import float_margins
from constructions.universal import UniversalVector
from nnbarriers.drawing.svg import BLUE, GREY, INK, RED, WRONG, Chart, Picture
from nnbarriers.wording import short
from theory.networks import ReluNetwork

__all__ = ["images", "margins"]

SHOWN, TILE, GAP, HEAD, SIDE, LEVELS = 8, 68, 10, 48, 104, 17
Values = Sequence[float]


def margins(found: UniversalVector) -> Picture:
    """Draw every point's margin z_y - max of the other outputs, before and after."""
    before, after = (
        values.tolist() for values in float_margins(found.layers, found.data, found.threshold, found.eta, found.box)
    )
    broken = _broken(found)
    right = found.before.count(1)
    alt = f"One vector of size {short(found.norm)} makes {len(broken)} of {right} points wrong that were right"
    room = 0.06 * max(max(before) - min(before), max(after) - min(after), 1e-300)
    chart = Chart(
        alt, (min(*before, 0) - room, max(*before, 0) + room), (min(*after, 0) - room, max(*after, 0) + room), alt,
        "margin before", "margin after", height=340,
    )  # fmt: skip
    chart.line([(0, chart.y[0]), (0, chart.y[1])], GREY, dash="4 3", thick=1)
    chart.line([(chart.x[0], 0), (chart.x[1], 0)], GREY, dash="4 3", thick=1)
    steady = {k for k, (b, a) in enumerate(zip(found.before, found.after, strict=True)) if b > 0 and a > 0}
    others = [k for k in range(len(before)) if k not in steady | broken]
    kinds = [("right before, wrong after", RED, "x", sorted(broken)), ("still right", BLUE, "o", sorted(steady))]
    for name, colour, mark, rows in [*kinds, ("others", GREY, "o", others)]:
        if rows:
            chart.dots([(before[k], after[k]) for k in rows], colour, label=f"{name}: {len(rows)}", mark=mark, size=2.6)
    return chart.picture()


def images(found: UniversalVector, size: tuple[int, int], classes: Sequence[Any]) -> Picture:
    """Draw eta, and some points that it breaks before and after, with the labels that the network gives them."""
    chosen = _various(found)
    right, norm = found.before.count(1), short(found.norm)
    alt = f"One vector of size {norm} makes {len(_broken(found))} of {right} images wrong that were right"
    values = [[float(v) for v in found.data.point(k)] for k in chosen]
    ends = (0.0, 1.0) if not values else (min(map(min, values)), max(map(max, values)))
    high = TILE * size[0] // size[1]
    parts = [
        f'<text x="{GAP}" y="20" font-weight="600" style="fill:{INK}">{escape(alt)}</text>',
        _caption(
            GAP, 36, "Above: images and their labels. Below: moved by η, and the labels that the network gives them"
        ),
        _tile(
            GAP, HEAD, high, size, [float(v) for v in found.eta], (-float(found.norm) or -1.0, float(found.norm) or 1.0)
        ),
        _caption(GAP, HEAD + high + 15, f"η, ±{norm}"),
    ]
    for place, k in enumerate(chosen):
        left, moved = SIDE + place * (TILE + GAP), _moved(found, k)
        parts += [
            _tile(left, HEAD, high, size, values[place], ends),
            _caption(left, HEAD + high + 15, str(classes[found.data.labels[k]])[:10]),
            _tile(left, HEAD + high + 26, high, size, [float(v) for v in moved], ends),
            _caption(left, HEAD + 2 * high + 41, str(classes[_said(found, moved)])[:10], WRONG),
        ]
    return Picture("".join(parts), alt, 720, HEAD + 2 * high + 54)


def _broken(found: UniversalVector) -> set[int]:
    """Return the points that the vector itself breaks."""
    return {k for k, (b, a) in enumerate(zip(found.before, found.after, strict=True)) if b > 0 > a}


def _various(found: UniversalVector) -> list[int]:
    """Return some broken points, of as many labels as there are."""
    first: dict[int, int] = {}
    for k in found.indices:
        first.setdefault(found.data.labels[k], k)
    others = [k for k in found.indices if k not in set(first.values())]
    return sorted([*first.values(), *others][:SHOWN])


def _moved(found: UniversalVector, k: int) -> list[Fraction]:
    """Return point k moved by the vector, in the box if there is one."""
    moved = [v + e for v, e in zip(found.data.point(k), found.eta, strict=True)]
    return moved if found.box is None else [min(max(v, found.box[0]), found.box[1]) for v in moved]


def _said(found: UniversalVector, point: Sequence[Fraction]) -> int:
    """Return the label that the network gives a point, exactly; of a tie the first."""
    outputs = ReluNetwork(found.layers).evaluate_all([point])[0]
    return int(outputs[0] > found.threshold) if found.threshold is not None else outputs.index(max(outputs))


def _caption(left: float, top: float, text: Any, colour: str = INK) -> str:
    return f'<text x="{left}" y="{top}" style="fill:{colour}">{escape(str(text)[:100])}</text>'


def _tile(left: int, top: int, high: int, size: tuple[int, int], values: Values, ends: tuple[float, float]) -> str:
    """Return an image of grey values in LEVELS shades: a path for each shade, of the runs of equal pixels in a row."""
    lo, span = ends[0], (ends[1] - ends[0]) or 1.0
    shades = [round((LEVELS - 1) * min(1.0, max(0.0, (v - lo) / span))) for v in values]
    wide, tall = TILE / size[1], high / size[0]
    paths: dict[int, list[str]] = {}
    for row in range(size[0]):
        line, at = shades[row * size[1] : (row + 1) * size[1]], 0
        for shade, run in groupby(line):
            length = len(list(run))
            if shade:  # the darkest is the ground
                x, y = _short(left + at * wide), _short(top + row * tall)
                paths.setdefault(shade, []).append(f"M{x} {y}h{_short(length * wide)}v{_short(tall)}H{x}z")
            at += length
    ground = f'<rect class="tile" x="{left}" y="{top}" width="{TILE}" height="{high}" fill="#000"/>'
    drawn = (f'<path d="{"".join(parts)}" fill="{_grey(shade)}"/>' for shade, parts in sorted(paths.items()))
    return f'<g shape-rendering="crispEdges">{ground}{"".join(drawn)}</g>'


def _grey(shade: int) -> str:
    return "#" + 3 * f"{round(255 * shade / (LEVELS - 1)):02x}"


def _short(value: float) -> str:
    return f"{round(value, 2) + 0.0:.2f}".rstrip("0").rstrip(".")
