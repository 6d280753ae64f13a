"""The figures of notebooks, README and report: f_a and its points, a network before and after eta, runs as a tree.

Every count in a caption is decided exactly; floats place ink and nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from math import cos, pi, sin
from typing import Any

from constructions.firenet import firenet
from constructions.instability import UniversalPerturbation
from constructions.inverse_problems import InverseProblem
from constructions.null_space import hadamard_constants
from constructions.precision import least_integer_weight
from constructions.random_sets import probability_all_drawn, probability_all_drawn_bound
from constructions.stable_network import pieces_required, sharp_network, sharp_runs, stable_network
from constructions.training_sets import TrainingSet, label, training_set
from nnbarriers.drawing.picture import front
from nnbarriers.drawing.svg import BLUE, GREEN, GREY, INK, ORANGE, PURPLE, RED, Chart, Picture, power, stack
from theory.exact import sqrt_enclosure
from theory.layers import piece_bound
from theory.networks import ReluNetwork
from theory.runs import Run

__all__ = [
    "attack",
    "coin_tree",
    "curves",
    "distance",
    "entries",
    "illustration",
    "levels",
    "plane",
    "stable",
    "successes",
    "tiny_print",
]

BENDS = 120
COLOURS = (BLUE, RED, GREEN, ORANGE, PURPLE, GREY)
Series = Sequence[tuple[Any, Any]]


def levels(data: TrainingSet) -> Picture:
    """Draw f_a and the points x^k with their labels."""
    n = len(data)
    chart = _along(data, "f_a and the points x^k: the label alternates, ever faster towards 0", (-0.15, 1.15), 190)
    chart.up, chart.y_ticks = "label", [(0, "0"), (1, "1")]
    steps = [(float(data.a / k), float(label(k - j))) for k in range(n + 1, 0, -1) for j in (0, 1)]
    chart.line([(x, y) for x, y in steps if x <= chart.x[1]], INK, label="f_a")
    _points(chart, [(data.x1[k - 1], label(k), False) for k in range(1, n + 1)], "x^k")
    return chart.picture()


def tiny_print(data: TrainingSet) -> Picture:
    """Draw D_delta in the plane: the second coordinate is delta times the label."""
    alt = f"{len(data)} points in the plane; those of label 1 sit at height delta, those of label 0 at height 0"
    chart = Chart(
        alt, (float(data.x1[-1]) / 1.15, 1.0), (-0.4, 1.6), "The tiny print", "x₁ (logarithmic)", "x₂", log_x=True,
        height=190, y_ticks=[(0, "0"), (1, "δ")],
    )  # fmt: skip
    for value, colour, mark in ((1, GREEN, "o"), (0, PURPLE, "x")):
        places = [(float(x), float(y)) for x, y in zip(data.x1, data.labels, strict=True) if y == value]
        chart.dots(places, colour, label=f"label {value}", mark=mark)
    return chart.picture()


def attack(found: UniversalPerturbation) -> Picture:
    """Draw a network's outputs at the points z^k and at z^k + eta, with the network on the line x_2 = 0."""
    n, zero = len(found.data), (Fraction(0),) * found.data.dimension
    values = [
        found.network.evaluate([[v + e for v, e in zip(point, eta, strict=True)] for point in found.data.points])
        for eta in (zero, found.eta)
    ]
    zeros = [0] * (found.data.dimension - 2)
    line = found.network.restrict([0, 0, *zeros], [1, 0, *zeros])
    knots = _knots(line, found.data)
    heights = [float(v) for v in (*values[0], *values[1], *(line(t) for t in knots))]
    room = 0.08 * (max(heights) - min(heights) or 1.0)
    size, many = power(float(found.norm)), len(found.indices)
    after = f"After one perturbation of size {size}: it fails at {many} of {n} at once"
    if not any(found.eta):
        after = f"No perturbation of its kind makes it fail at more than these {many} of {n}"
    titles = (f"Before: the network fails at {len(found.before)} of {n} training points", after)
    panels = []
    for title, outputs, bad in zip(titles, values, (found.before, found.indices), strict=True):
        chart = _along(found.data, title, (min(heights) - room, max(heights) + room), 250)
        chart.up = "network's output"
        if bad is found.indices:
            chart.line([(float(t), float(line(t))) for t in knots], INK, label="on the line x₂ = 0", thick=1.1)
        _points(chart, [(x, y, k in set(bad)) for k, (x, y) in enumerate(zip(found.data.x1, outputs, strict=True), 1)])
        panels.append(chart.picture())
    return stack(panels, f"{titles[0]}. {titles[1]}; the theorem promises at least {found.promised}")


def stable(data: TrainingSet, network: ReluNetwork) -> Picture:
    """Draw a network along the line x_2 = 0 and the closed balls on which it is right."""
    zeros = [0] * (data.dimension - 2)
    line = network.restrict([0, 0, *zeros], [1, 0, *zeros])
    chart = _along(
        data, "A network that climbs between the balls and is flat, and right, on each of them", (-0.15, 1.15), 230
    )
    chart.up = "output"
    chart.line([(float(t), float(line(t))) for t in _knots(line, data)], BLUE, label="the stable network")
    for x, y in zip(data.x1, data.labels, strict=True):
        chart.line([(float(x - data.radius), y), (float(x + data.radius), y)], RED, thick=6)
    return chart.picture()


def curves(
    alt: str, series: Mapping[str, Series], *, title: str = "", across: str = "", up: str = "", log_x: bool = False,
    log_y: bool = False, dots: bool = True, level: tuple[Any, str] | None = None,
) -> Picture:  # fmt: skip
    """Draw named series of points, joined by lines, and a horizontal `level` with its name."""
    xs = [float(x) for points in series.values() for x, _ in points]
    ys = [float(y) for points in series.values() for _, y in points] + ([float(level[0])] if level else [])
    lo, hi = min(ys), max(ys)
    span = (lo / 2, hi * 2) if log_y else (lo - 0.06 * ((hi - lo) or 1), hi + 0.12 * ((hi - lo) or 1))
    chart = Chart(alt, (min(xs), max(xs)), span, title, across, up, log_x=log_x, log_y=log_y)
    for (name, points), colour, dash in zip(
        series.items(), COLOURS, ("", "6 3", "2 3", "8 2 2 2", "", "4 4"), strict=False
    ):
        places = [(float(x), float(y)) for x, y in points]
        chart.line(places, colour, label=name, dash=dash)
        if dots:
            chart.dots(places, colour, size=2.6)
    if level:
        chart.line(
            [(chart.x[0], float(level[0])), (chart.x[1], float(level[0]))], INK, label=level[1], dash="3 3", thick=1
        )
    return chart.picture()


def successes(
    alt: str, found: Sequence[tuple[str, Fraction, Fraction]], limit: Fraction | None, *, title: str = ""
) -> Picture:
    """Draw probabilities of success, each an enclosure [low, high], and what the proposition allows."""
    names = [(float(i), name) for i, (name, _, _) in enumerate(found)]
    chart = Chart(alt, (-0.6, len(found) - 0.4), (0, 1.12), title, up="success", height=230, x_ticks=names)
    chart.bars([(i, float(high)) for i, (_, _, high) in enumerate(found)], ORANGE, label="at most")
    chart.bars([(i, float(low)) for i, (_, low, _) in enumerate(found)], BLUE, label="at least")
    if limit is not None:
        chart.line([(chart.x[0], float(limit)), (chart.x[1], float(limit))], RED, label=f"limit {limit}", dash="5 3")
    return chart.picture()


def entries(values: Sequence[float], alt: str) -> Picture:
    """Draw the entries of a vector as bars from 0."""
    ends = (min(0.0, *values), max(0.0, *values))
    room = 0.08 * (ends[1] - ends[0] or 1)
    chart = Chart(alt, (-1, len(values)), (ends[0] - room, ends[1] + room), alt, "entry", height=230)
    for j, value in enumerate(values):
        chart.line([(j, 0), (j, value)], BLUE, thick=2.2)
    chart.line([(-1, 0), (len(values), 0)], INK, thick=1)
    return chart.picture()


def plane(
    alt: str, groups: Mapping[str, Series], *, title: str = "", circles: Sequence[tuple[Any, Any, Any]] = ()
) -> Picture:
    """Draw named points of the plane, and circles (x, y, radius), with the same scale on both axes."""
    xs = [float(x) for points in groups.values() for x, _ in points] + [
        float(x + s * r) for x, _, r in circles for s in (1, -1)
    ]
    ys = [float(y) for points in groups.values() for _, y in points] + [
        float(y + s * r) for _, y, r in circles for s in (1, -1)
    ]
    side = 1.15 * max(max(xs) - min(xs), max(ys) - min(ys))
    x0, y0 = (max(xs) + min(xs)) / 2, (max(ys) + min(ys)) / 2
    # 411 high, the chart is 642 by 321 inside its axes
    chart = Chart(alt, (x0 - side, x0 + side), (y0 - side / 2, y0 + side / 2), title, "x₁", "x₂", height=411)
    for x, y, r in circles:
        ring = [(float(x) + float(r) * cos(pi * i / 32), float(y) + float(r) * sin(pi * i / 32)) for i in range(65)]
        chart.line(ring, GREY, thick=1)
    for (name, points), colour, mark in zip(groups.items(), COLOURS, "oxoxox", strict=False):
        chart.dots([(float(x), float(y)) for x, y in points], colour, label=name, mark=mark, size=5)
    return chart.picture()


def coin_tree(alt: str, runs: Sequence[Run], right: Callable[[Run], bool | None], *, title: str = "") -> Picture:
    """Draw the runs of an algorithm as the tree of its coins; leaves are right, wrong, or never reached."""
    depth, rows = max(len(run.bits) for run in runs), len(runs)
    height = {run.bits: float(i) for i, run in enumerate(runs)}
    chart = Chart(alt, (0, 1.45 * depth), (rows - 0.5, -0.5), title, height=26 * rows + 100, axes=False)
    nodes: dict[tuple[int, ...], list[float]] = {}
    for run in runs:
        for cut in range(len(run.bits) + 1):
            nodes.setdefault(run.bits[:cut], []).append(height[run.bits])
    place = {bits: (len(bits), (min(ys) + max(ys)) / 2) for bits, ys in nodes.items()}
    for bits, (x, y) in place.items():
        if bits:
            chart.line([place[bits[:-1]], (x, y)], GREY)
            up = place[bits[:-1]]
            chart.words((x + up[0]) / 2, (y + up[1]) / 2 - 0.1, str(bits[-1]))
    words = {True: ("right", BLUE, "o"), False: ("wrong", RED, "x"), None: ("open", GREY, "o")}
    for run in runs:
        silent = f"open ({run.cut})" if run.cut else run.outcome
        said, colour, mark = words[right(run)] if run.halted else (silent, GREY, "x")
        x, y = place[run.bits]
        chart.dots([(x, y)], colour, mark=mark, size=5)
        chart.words(x + 0.1, y + 0.14, f"{said}, weight {run.weight}", anchor="start")
    return chart.picture()


def illustration(name: str) -> Picture | None:
    """Return a picture of what a result says, on a small instance; None where there is none."""
    data = training_set(12)
    known: dict[str, Callable[[], Picture]] = {
        "A0": _pieces,
        "A1": lambda: levels(data),
        "A2": lambda: tiny_print(data),
        "A3": front,
        "A5": lambda: stable(data, stable_network(data)),
        "A6": _neurons,
        "A7": _draws,
        "A8": _integer_weights,
        "B4": _transition,
        "C0": _minimisers,
        "C1": _digits,
        "E2": _restarts,
    }
    return known[name]() if name in known else None


def _pieces() -> Picture:
    network = sharp_network(sharp_runs(12, 5), 5)
    line = network.restrict([0, 0], [1, 0])
    knots = [line.breakpoints[0] * Fraction(7, 8), *line.breakpoints, line.breakpoints[-1] * Fraction(9, 8)]
    return curves(
        f"A network of 5 neurons along a line: {len(line.pieces)} affine pieces, and P(N) = {network.piece_bound}",
        {"the network": [(t, line(t)) for t in knots]}, title="Affine pieces", across="x₁",
        up="output",
    )  # fmt: skip


def _neurons() -> Picture:
    sizes = range(5, 101, 5)
    least = [next(w for w in range(1, n) if piece_bound((2, w, 1)) >= pieces_required(n)) for n in sizes]
    return curves(
        "Neurons of one hidden layer against the number of points: what A6 requires, and what suffices for A5",
        {"n − 2 are needed": list(zip(sizes, least, strict=True)), "2(n − 1) suffice": [(n, 2 * n - 2) for n in sizes]},
        title="The network must grow", across="n", up="neurons",
    )  # fmt: skip


def _draws() -> Picture:
    draws = range(10, 151, 10)
    return curves(
        "The probability that m draws meet each of 1, …, 5, exactly, and the bound of A7 (b)",
        {"exactly": [(m, probability_all_drawn(m, 5)) for m in draws],
         "at least": [(m, max(Fraction(0), probability_all_drawn_bound(m, 5))) for m in draws]},
        title="All of 1, …, 5 are drawn", across="m", up="probability",
    )  # fmt: skip


def _minimisers() -> Picture:
    alphas = [Fraction(i, 4) for i in range(5, 41)]
    series = {
        kind: [(alpha, InverseProblem(kind, eta=Fraction(kind == "P1", 10)).coefficient(alpha)) for alpha in alphas]
        for kind in ("P1", "P2", "P3")
    }
    return curves(
        "The size c(alpha) of the minimiser: P1 with eta = 1/10, P2 and P3 with lambda = 1", series, across="α",
        up="c(α)", dots=False, title="The minimiser is c(α) e₁",
    )  # fmt: skip


def _restarts() -> Picture:
    series = {}
    for upsilon in (Fraction(1, 8), Fraction(3, 8), Fraction(3, 4)):
        network = firenet(hadamard_constants(2, 2), Fraction(3, 2), start=1, upsilon=upsilon, restarts=8)
        series[f"υ = {upsilon}"] = [(network.p * k, network.error(k)) for k in range(1, 9)]
    return curves(
        "The bound of E2 against the number of layers: straight lines on a logarithmic scale, m = 16, s = 2", series,
        title="Exponentially accurate in depth", across="layers", up="bound", log_y=True,
    )  # fmt: skip


def _integer_weights() -> Picture:
    series = {}
    for depth in (2, 3, 5):
        widths = (2, *(8,) * (depth - 1), 1)
        series[f"L = {depth}"] = [(2**e, least_integer_weight(widths, Fraction(1, 2**e))) for e in range(4, 61, 4)]
    return curves(
        "The least integer weight that A8 allows, width 8, against 1/delta", series, across="1/δ", up="w",
        log_x=True, log_y=True, title="The least integer weight",
    )  # fmt: skip


def _transition() -> Picture:
    half, quarter = Fraction(1, 2), Fraction(1, 4)
    steps = {
        "best guaranteed success": [(Fraction(0), half), (quarter, half), (quarter, Fraction(1)), (half, Fraction(1))]
    }
    return curves(
        "Below accuracy 1/4 a coin is best, from 1/4 on a constant succeeds", steps, across="accuracy α",
        up="success", dots=False, title="The transition at 1/4",
    )  # fmt: skip


def _digits() -> Picture:
    c, radius = Fraction(3, 200), Fraction(1, 100)
    ends = [(c, Fraction(0)), (Fraction(0), c)]
    return plane(
        "Two minimisers, their disjoint discs of radius 10^-K, and the midpoint (P3, K = 2)",
        {"minimisers": ends, "midpoint": [(c / 2, c / 2)]}, title="Correct to K digits: in a disc",
        circles=[(*end, radius) for end in ends],
    )  # fmt: skip


def distance(one: Sequence[Fraction], other: Sequence[Fraction]) -> Fraction:
    """Return the Euclidean distance of two vectors, rounded up at 2^-40.

    >>> distance((Fraction(0), Fraction(3)), (Fraction(4), Fraction(0)))
    Fraction(5, 1)
    """
    return sqrt_enclosure(sum(((a - b) ** 2 for a, b in zip(one, other, strict=True)), Fraction(0)), 40)[1]


def _knots(line: Any, data: TrainingSet) -> list[Fraction]:
    """Return where a function on the line of the points is drawn: at breakpoints, and between, where the axis bends."""
    lo, hi = data.x1[-1], data.x1[0]
    corners = [lo, *(t for t in line.breakpoints if lo < t < hi), hi]
    steps = [lo + (hi - lo) * Fraction(i, BENDS) ** 2 for i in range(BENDS + 1)]
    return sorted({*corners, *steps})


def _along(data: TrainingSet, alt: str, heights: tuple[float, float], height: int) -> Chart:
    """Return a chart over x_1, logarithmic, shaded where f_a = 1."""
    a, n = float(data.a), len(data)
    across = "x₁ (logarithmic); shaded where f_a = 1"
    chart = Chart(alt, (a / (n + 1), 1.0), heights, alt, across, log_x=True, height=height)
    for k in range(1, n + 1):
        if label(k):
            chart.band(a / (k + 1), a / k)
    return chart


def _points(chart: Chart, found: Sequence[tuple[Any, Any, bool]], name: str = "right") -> None:
    """Draw points that are right as blue discs, and those at which something fails as crosses."""
    right = [(float(x), float(y)) for x, y, bad in found if not bad]
    wrong = [(float(x), float(y)) for x, y, bad in found if bad]
    if right:
        chart.dots(right, BLUE, label=name)
    if wrong:
        chart.dots(wrong, RED, label="fails", mark="x", size=4.2)
