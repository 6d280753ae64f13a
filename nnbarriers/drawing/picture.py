"""The picture: the question, a network, the same network one vector later, and what exists (A3, A5).

Four strips of the plane of a/x_1 and x_2, in which all stripes of f_a are equally wide and the answer that is printed
beside a point is its height, 0 or delta, magnified.  Every point is decided exactly, and every boundary has exact
corners (`nnbarriers.drawing.regions`); floats place ink and nothing else.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from html import escape
from itertools import accumulate
from math import floor
from pathlib import Path

from constructions.instability import UniversalPerturbation, failing_set, universal_perturbation
from constructions.stable_network import pieces_required, stable_network
from constructions.training_sets import TrainingSet, double_training_set, label
from nnbarriers.drawing.regions import Place, Polygon, regions
from nnbarriers.drawing.svg import INK, PAPER, QUIET, WRONG, Picture, power
from nnbarriers.drawing.trained import trained_network
from nnbarriers.wording import plural
from theory.classification import ClassificationFunction
from theory.exact import BarriersError
from theory.monotone import threshold
from theory.networks import ReluNetwork

__all__ = ["example", "front", "moving", "picture"]

WIDTH, LEFT, RIGHT, HEAD, UNIT = 560, 26, 6, 56, 30
"""In units of the paper: a strip's ends, what is above it, and the height of delta."""
PRINTED = "The answer is printed beside each point: height δ = {}, or 0."
EXISTS = "Built, not trained: right on balls about the points, print or not."
STEP_AT_HALF = threshold(Fraction(1, 2), one_at_jump=False)
"""Class 1 where the output exceeds 1/2."""
SHOWN = 32
"""So many points are drawn at most: neighbours, where there are more."""
STEP = 4
"""A curved edge is drawn by its exact places at multiples of this many units across."""
FILLS = ("var(--zero, #f8e3b4)", "var(--one, #b9d8ea)", "var(--neither, #d5d5d5)")
MARKS = ("var(--zero-mark, #8a5a00)", "var(--one-mark, #005a8c)")
DARK = (
    "<style>@media screen and (prefers-color-scheme: dark) { svg:root { --ink: #e8e8e8; --paper: #16191c;"
    " --quiet: #a9afb4; --zero: #5d4a1a; --one: #1c4a66; --neither: #4a4f54; --zero-mark: #ffd27a;"
    " --one-mark: #8fd0ff; --wrong: #ff9a7a } }</style>"
)
"""For a file alone; in a page `svg:root` is nothing, and the page's own colours hold."""


@dataclass(frozen=True)
class Strip:
    """A part of the plane: points of these numbers, first to last, and heights from `low` to `high` times delta."""

    data: TrainingSet
    first: int
    last: int
    low: Fraction
    high: Fraction

    @property
    def height(self) -> float:
        """Its height on the paper."""
        return float(UNIT * (self.high - self.low))

    @property
    def stripe(self) -> float:
        """The width of a stripe of f_a on the paper."""
        return (WIDTH - LEFT - RIGHT) / (self.last + 1 - self.first)

    def at(self, x1: Fraction | float, x2: Fraction | float) -> tuple[float, float]:
        """Return the place of (x_1, x_2) on the paper, from the strip's upper end."""
        across = float(self.data.a / x1) - self.first
        return LEFT + across * self.stripe, float(self.high) * UNIT - float(x2 / self.data.delta) * UNIT

    def ends(self) -> tuple[Place, Place]:
        """Return the lowest and the highest corner of the part of the plane, in x_1 and x_2."""
        a, delta = self.data.a, self.data.delta
        return (a / (self.last + 1), self.low * delta), (a / self.first, self.high * delta)

    @property
    def numbers(self) -> range:
        """The numbers of the points that are drawn."""
        return range(self.first, self.last + 1)


def example(n: int = 16, neurons: int = 6) -> tuple[UniversalPerturbation, str]:
    """Return the attack of the README's picture, on a network that was trained until it is right, and its name."""
    data = double_training_set(n)
    found = universal_perturbation(trained_network(data, neurons), data, STEP_AT_HALF)
    return found, f"A network of {neurons} neurons, trained"


def front() -> Picture:
    """Return the picture of the README."""
    return picture(*example())


def picture(found: UniversalPerturbation, name: str = "") -> Picture:
    """Draw what one vector does to any network on the theorem's data, and what exists, as four strips.

    `name` is what the network is called, by default by its neurons.  Raises `BarriersError` for fewer than two points.

    >>> from constructions.instability import interpolating_network
    >>> data = double_training_set(8)
    >>> drawn = picture(universal_perturbation(interpolating_network((2, 1, 1), data.delta), data))
    >>> drawn.alt.split(". ")[:2]
    ['A network of 1 neuron: right at all 8', 'One vector of size 9.8·10⁻⁴ later: wrong at 4 of 8']
    """
    data = found.data
    if len(data) < 2:
        raise BarriersError("the picture shows the network of A5, which needs n >= 2 points")
    first, last = _window(found)
    drawn = f"Its height, δ or 0, says it. Drawn: {first} to {last} of {len(data)}." if len(data) > SHOWN else ""
    half, whole = (Strip(data, first, last, low, Fraction(3, 2)) for low in (Fraction(-1, 2), Fraction(-3, 2)))
    psi = stable_network(data)
    own, stable = (regions(net, *whole.ends(), g) for net, g in ((found.network, found.g), (psi, STEP_AT_HALF)))
    words = _words(found, name or _called(found.network), psi, drawn, any(said is None for _, said in own))
    strips = [
        (half, _question(half)),
        (whole, _answers(whole, own) + _marks(whole, _still(data), found.before)),
        (whole, _answers(whole, own) + _marks(whole, found.eta, found.indices)),
        (whole, _answers(whole, stable) + _marks(whole, found.eta, _failing(psi, data, found.eta))),
    ]
    parts, top = [DARK], 0.0
    for (strip, body), (title, more) in zip(strips, words, strict=True):
        parts.append(f'<g transform="translate(0 {_short(top)})">{_heading(title, more)}')
        parts.append(f'<g transform="translate(0 {HEAD})">{body}</g></g>')
        top += HEAD + strip.height
    alt = " ".join(title for title, _ in words[1:])
    return Picture("".join(parts), alt, WIDTH, int(top) + 8, _described(drawn))


def moving(found: UniversalPerturbation) -> Picture:
    """Return the third strip alone, its points moved by eta, for a script that moves them.

    A point is a group of class "point", of class "bad" where it fails, with its two marks, the second for where it
    fails, and with both ends of its way, `data-from` and `data-to`.
    """
    first, last = _window(found)
    data, bad = found.data, set(found.indices)
    strip = Strip(data, first, last, Fraction(-3, 2), Fraction(3, 2))
    parts, size = [_answers(strip, regions(found.network, *strip.ends(), found.g))], min(5.0, strip.stripe / 4)
    for k in strip.numbers:
        x1, x2 = data.x1[k - 1], label(k) * data.delta
        was, now = (" ".join(map(_short, strip.at(x1 + i * found.eta[0], x2 + i * found.eta[1]))) for i in (0, 1))
        marks = "".join(_mark(0, 0, size, label(k), fails) for fails in (False, True))
        ends = f'data-k="{k}" data-from="{was}" data-to="{now}" transform="translate({now})"'
        parts.append(f'<path d="M{was}L{now}" style="stroke:{QUIET}"/>')
        parts.append(f'<g class="point{" bad" if k in bad else ""}" {ends}>{marks}</g>')
    alt = f"The points {first} to {last} of {len(data)}, moved by one vector, among the network’s answers"
    return Picture("".join(parts), alt, WIDTH, int(strip.height))


def _window(found: UniversalPerturbation) -> tuple[int, int]:
    """Return the numbers of the first and the last point that are drawn: neighbours, of which most fail."""
    n, bad = len(found.data), set(found.indices)
    if n <= SHOWN:
        return 1, n
    sums = list(accumulate((k in bad for k in range(1, n + 1)), initial=0))
    first = max(range(1, n - SHOWN + 2), key=lambda k: sums[k + SHOWN - 1] - sums[k - 1])
    return first, first + SHOWN - 1


def _called(network: ReluNetwork) -> str:
    return f"A network of {plural(sum(network.widths[1:-1]), 'neuron')}"


def _words(found: UniversalPerturbation, name: str, psi: ReluNetwork, drawn: str, grey: bool) -> list[tuple[str, str]]:
    """Return what is written above each strip: a title, and a line below it."""
    data = found.data
    small = found.network.piece_bound < pieces_required(len(data))
    reads = f"Colour: its answer. Too small for {len(data)} stripes{'.' if found.before else ', it reads the print.'}"
    later = (
        f"One vector of size {power(float(found.norm))} later" if any(found.eta) else "The vector that was found is 0"
    )
    told = "no point left its stripe" if _in_stripes(data, found.eta) else "points left their stripes"
    slid = f"The print slid{'' if grey else ' away'}; " if found.s else ""  # there is room for one line
    moved = f"{slid}{told} (thin lines).{' Grey: neither.' if grey else ''}"
    moved = moved[0].upper() + moved[1:]
    fails = any(_failing(psi, data, eta) for eta in (_still(data), found.eta))
    return [
        ("The question: is a point’s stripe blue or amber?", drawn or PRINTED.format(power(float(data.delta)))),
        (f"{name}: {_wrong(found.before, data)}.", reads if small else "Blue: it answers 1. Amber: it answers 0."),
        (f"{later}: {_wrong(found.indices, data)}.", moved),
        (f"{_called(psi)}: {'wrong' if fails else 'right'}, moved or not.", EXISTS),
    ]


def _wrong(failing: Sequence[int], data: TrainingSet) -> str:
    return f"wrong at {len(failing)} of {len(data)}" if failing else f"right at all {len(data)}"


def _described(drawn: str) -> str:
    return (
        "Four strips of the plane, across a/x₁, in which all stripes of f_a are equally wide, and up x₂, magnified: the"
        " labelled points among the stripes; what the network answers about them; the same with all points moved by one"
        " vector, those at which it fails crossed; what the network of A5 answers about the moved points. Every point"
        f" was decided exactly. {drawn}"
    ).rstrip()


def _in_stripes(data: TrainingSet, eta: Sequence[Fraction]) -> bool:
    """Whether f_a is at all moved points what it was."""
    f = ClassificationFunction(data.a)
    return [f(point) for point in _moved(data, eta)] == list(data.labels)


def _moved(data: TrainingSet, eta: Sequence[Fraction]) -> list[tuple[Fraction, ...]]:
    return [tuple(v + e for v, e in zip(point, eta, strict=True)) for point in data.points]


def _still(data: TrainingSet) -> tuple[Fraction, ...]:
    return (Fraction(0),) * data.dimension


def _failing(psi: ReluNetwork, data: TrainingSet, eta: Sequence[Fraction]) -> tuple[int, ...]:
    """Return the numbers of the points at which A5's network fails when all are moved by eta."""
    return failing_set(psi, _moved(data, eta), data.labels, STEP_AT_HALF)


def _heading(title: str, more: str) -> str:
    return (
        f'<text x="8" y="27" font-size="18" font-weight="650" style="fill:{INK}">{escape(title)}</text>'
        f'<text x="8" y="47" font-size="16" style="fill:{QUIET}">{escape(more)}</text>'
    )


def _question(strip: Strip) -> str:
    """Draw the stripes of f_a, and the points with their labels."""
    wide = strip.stripe
    parts = [_ground(strip)]
    ones = (k for k in strip.numbers if label(k))
    parts += [_box(LEFT + (k - strip.first) * wide, wide, strip.height, FILLS[1]) for k in ones]
    parts.append(_guides(strip))
    for k in strip.numbers:
        if wide >= 24:
            x, y = strip.at(strip.data.x1[k - 1], label(k) * strip.data.delta)
            place = f'x="{_short(x - 8)}" y="{_short(y + 5)}" text-anchor="end" font-size="14"'
            halo = f"paint-order:stroke;stroke:{FILLS[label(k)]};stroke-width:4px"
            parts.append(f'<text {place} style="fill:{MARKS[label(k)]};{halo}">{label(k)}</text>')
    return "".join(parts) + _marks(strip, _still(strip.data), ())


def _answers(strip: Strip, found: Sequence[tuple[Polygon, int | None]]) -> str:
    """Draw where a network answers what."""
    paths = {said: "".join(_outline(strip, polygon) for polygon, which in found if which == said) for said in (1, None)}
    drawn = [f'<path d="{paths[said]}" style="fill:{FILLS[i]}"/>' for said, i in ((1, 1), (None, 2)) if paths[said]]
    return "".join([_ground(strip), *drawn, _borders(strip), _guides(strip)])


def _borders(strip: Strip) -> str:
    """Draw where the stripes of f_a end, thin, over what a network answers."""
    ends = (_short(LEFT + (k - strip.first) * strip.stripe) for k in strip.numbers if k > strip.first)
    path = "".join(f"M{x} 0V{_short(strip.height)}" for x in ends)
    return f'<path d="{path}" stroke-opacity=".85" style="stroke:{PAPER}"/>' if path else ""


def _ground(strip: Strip) -> str:
    """Return the whole strip as if the answer were 0 everywhere, on which the rest is drawn."""
    return _box(LEFT, WIDTH - LEFT - RIGHT, strip.height, FILLS[0])


def _box(left: float, wide: float, high: float, colour: str) -> str:
    return f'<rect x="{_short(left)}" width="{_short(wide)}" height="{_short(high)}" style="fill:{colour}"/>'


def _outline(strip: Strip, polygon: Polygon) -> str:
    """Return the path of a polygon of the plane: an edge that is straight there bends on the paper."""
    places = []
    for one, other in zip(polygon, (*polygon[1:], polygon[0]), strict=True):
        places.append(strip.at(*one))
        if one[0] != other[0] and one[1] != other[1]:
            places += _bend(strip, one, other)
    return "M" + "L".join(f"{_short(x)} {_short(y)}" for x, y in places) + "Z"


def _bend(strip: Strip, one: Place, other: Place) -> list[tuple[float, float]]:
    """Return places of an edge between its ends, at the multiples of STEP across."""
    left, right = sorted(strip.at(*end)[0] for end in (one, other))
    steps = [STEP * i for i in range(floor(left / STEP) + 1, floor(right / STEP) + 1) if left < STEP * i < right]
    found = []
    for step in steps if one[0] > other[0] else steps[::-1]:
        x1 = strip.data.a / (strip.first + (Fraction(step) - LEFT) / Fraction(strip.stripe))
        found.append(strip.at(x1, one[1] + (x1 - one[0]) / (other[0] - one[0]) * (other[1] - one[1])))
    return found


def _guides(strip: Strip) -> str:
    """Draw the heights of the print, 0 and 1."""
    parts = []
    for height in (0, 1):
        y = strip.at(1, height * strip.data.delta)[1]
        parts.append(f'<path d="M{LEFT} {_short(y)}H{WIDTH - RIGHT}" stroke-dasharray="2 4" style="stroke:{QUIET}"/>')
        place = f'x="{LEFT - 8}" y="{_short(y + 5)}" text-anchor="end" font-size="15"'
        parts.append(f'<text {place} style="fill:{QUIET}">{"δ" if height else 0}</text>')
    return "".join(parts)


def _marks(strip: Strip, eta: Sequence[Fraction], failing: Iterable[int]) -> str:
    """Draw the points moved by eta: discs of label 1, rings of label 0, and crosses that fail."""
    data, size, bad, parts = strip.data, min(5.0, strip.stripe / 4), set(failing), []
    for k in strip.numbers:
        x1, x2 = data.x1[k - 1], label(k) * data.delta
        was, now = (" ".join(map(_short, strip.at(x1 + i * eta[0], x2 + i * eta[1]))) for i in (0, 1))
        if any(eta):
            parts.append(f'<path d="M{was}L{now}" style="stroke:{QUIET}"/>')
        parts.append(_mark(*strip.at(x1 + eta[0], x2 + eta[1]), size, label(k), k in bad))
    return "".join(parts)


def _mark(x: float, y: float, size: float, which: int, fails: bool) -> str:
    """Draw a point: a disc if its label is 1, a ring if it is 0, a cross if it fails."""
    if fails:
        left, top, wide = _short(x - size), _short(y - size), _short(2 * size)
        path = f"M{left} {top}l{wide} {wide}m0 -{wide}l-{wide} {wide}"
        return f'<path d="{path}" style="stroke:{WRONG}" stroke-width="2.6"/>'
    fill, edge, thick, r = (MARKS[1], PAPER, 1.2, size) if which else (PAPER, MARKS[0], size / 2, size * 3 / 4)
    place = f'cx="{_short(x)}" cy="{_short(y)}" r="{_short(r)}"'
    return f'<circle {place} style="fill:{fill};stroke:{edge}" stroke-width="{_short(thick)}"/>'


def _short(value: float) -> str:
    return f"{round(value, 1) + 0.0:.1f}".removesuffix(".0")


if __name__ == "__main__":  # python -m nnbarriers.drawing.picture FILE.svg: the picture of the README
    Path(sys.argv[1]).write_text(front().svg, "utf-8")
