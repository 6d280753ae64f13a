"""The path of a LASSO over a grid of penalties: what is selected, exactly, and how many decimals that takes (T1)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import partial
from itertools import groupby, pairwise
from math import ceil, log10, sqrt
from typing import Any

from constructions.trust.active_sets import Fitted, Several, minimiser
from constructions.trust.naming import listed
from constructions.trust.regression_trust import path as along
from constructions.trust.regressions import Radii, Regression
from nnbarriers.arguments import whole
from nnbarriers.boxes import Boxed, boxed
from nnbarriers.drawing.svg import BLUE, GREY, INK, QUIET, RED, Chart, Picture
from nnbarriers.posing import names_of, stated
from nnbarriers.sheets import Sheet
from nnbarriers.showing import one_line, table
from nnbarriers.trusting import MOST_SEED, Trust, judged
from nnbarriers.waiting import Waiting
from nnbarriers.wording import decimal, equals, nearest, plural
from theory.exact import BarriersError, write_rational

__all__ = ["Point", "TrustPath", "follow", "path_picture", "path_table", "trust_path"]

ZERO, ONE = Fraction(0), Fraction(1)
MOST, MOST_POWERS, SMALLEST = 2000, 300, 1e-300
Told = Callable[[str], None] | None


@dataclass(frozen=True, repr=False)
class Point:
    """What is selected at a multiple of the problem's own penalty, and in how large a box that is certified.

    `penalty` is alpha or lambda there, None if the problem has no name for it. Two answers are sought less long than
    `trust` does: `ask` asks here alone.
    """

    multiple: Fraction
    penalty: Fraction | None
    selected: tuple[tuple[str, int], ...] | None
    verdict: str
    largest: Fraction
    smallest: Fraction | None
    asked: Boxed

    def __repr__(self) -> str:
        count = "several minimisers" if self.selected is None else f"{plural(len(self.selected), 'column')} selected"
        penalty = self.asked.posed.penalty
        where = f"{penalty[0]} {equals(penalty[1])}" if penalty else f"{decimal(self.multiple)} times the last penalty"
        return one_line(f"<Point: {where}: {count}, {self.verdict}>")

    def ask(self, seed: int = 0) -> Trust:
        """Return all that is known at this penalty, with its certificate, as `trust` does."""
        start = whole(seed, "seed", 0, MOST_SEED)
        with Waiting() as waiting:
            return Trust(self.asked, judged(self.asked, start, waiting))


@dataclass(frozen=True, repr=False)
class TrustPath:
    """The points of a path, from the largest penalty at which anything is selected down to the problem's own."""

    asked: Boxed
    points: tuple[Point, ...]

    def __repr__(self) -> str:
        return one_line(f"<TrustPath: {self.conclusion}>")

    def _repr_html_(self) -> str:
        return table("The certified path", [("read as", self.asked.posed.told), ("it follows", self.conclusion)]) + (
            path_picture(self).svg
        )

    @property
    def conclusion(self) -> str:
        """What was found, in one sentence."""
        counts = [sum(p.verdict == v for p in self.points) for v in ("trusted", "two answers", "open")]
        trusted, two, left = counts
        return (
            f"data {self.asked.said}: of {len(self.points)} penalties the selection is trusted at {trusted}, has two"
            f" answers at {two}, is open at {left}"
        )

    def plot(self) -> Picture:
        """Return the picture."""
        return path_picture(self)

    def as_json(self) -> dict[str, Any]:
        """Return all of it as a JSON object; rationals are texts."""
        return {
            "within": self.asked.said, "read_as": list(self.asked.posed.read_as), "conclusion": self.conclusion,
            "points": [
                {
                    "multiple": write_rational(p.multiple),
                    "penalty": None if p.penalty is None else write_rational(p.penalty), "verdict": p.verdict,
                    "selected": None if p.selected is None else dict(p.selected), "largest": write_rational(p.largest),
                    "smallest": None if p.smallest is None else write_rational(p.smallest),
                }
                for p in self.points
            ],
        }  # fmt: skip


def trust_path(
    problem: Any, X: Any = None, y: Any = None, *, within: Any = None, digits: Any = None, exact: Any = (),  # noqa: N803
    transformed: bool = False, points: int = 100, seed: int = 0,
    alpha: Any = None, l1_ratio: Any = None, intercept: Any = None, lam: Any = None, target: Any = None,
    without: Any = None, layout: Any = None, sample_weight: Any = None, names: Any = None,
) -> TrustPath:  # fmt: skip
    """Follow the selection over a grid of penalties, down to the problem's own, and say how far it is trusted (T1, T3).

    Parameters as for `trust`; `points` of the grid, at equal ratios from the least penalty at which nothing is
    selected. Returns a `TrustPath`, with `.points` and `.plot()`. Raises `BarriersError` for a linear program.

    See also: `trust`; `barriers trust --path`; docs/trust.md.

    >>> import nnbarriers as nb
    >>> found = nb.trust_path({"A": [[3, 1], [0, 1]], "y": [1, 1], "lam": 1}, within="1/100", points=4)
    >>> [len(point.selected) for point in found.points], found.points[-1].multiple
    ([1, 1, 2, 2], Fraction(1, 1))
    """
    options = stated(alpha, l1_ratio, intercept, lam, target, without, layout, sample_weight, names)
    asked = boxed(problem, X, y, within=within, digits=digits, exact=exact, transformed=transformed, **options)
    count, start = whole(points, "points", 2, MOST), whole(seed, "seed", 0, MOST_SEED)
    with Waiting() as waiting:
        return follow(asked, count, start, waiting)


def follow(asked: Boxed, points: int, seed: int, told: Told) -> TrustPath:
    """Return the path of a box's problem."""
    problem, within = asked.posed.problem, asked.within
    if not isinstance(problem, Regression) or not isinstance(within, Radii):
        raise BarriersError("a path is that of a LASSO or an elastic net: this is a linear program")
    found = []
    for multiple, known in along(problem, _grid(problem, points), within, seed=seed, rescaled=asked.rescaled):
        if told:
            told(f"penalty {decimal(multiple)} times the last")
        largest, smallest = known.largest, known.smallest
        two = smallest is not None and smallest <= 1
        verdict = "trusted" if largest >= 1 else "two answers" if two else "open"
        here = _at(asked, multiple, known.problem, known.within)
        penalty, selected = here.posed.penalty, _selected(known.found, problem)
        found.append(Point(multiple, penalty and penalty[1], selected, verdict, largest, smallest, here))
    return TrustPath(asked, tuple(found))


def _at(asked: Boxed, multiple: Fraction, problem: Regression, within: Radii) -> Boxed:
    """Return the question at a multiple of the penalty; a fitted model has no answer there."""
    posed, rescaled = asked.posed, asked.rescaled
    penalty = posed.penalty and (posed.penalty[0], multiple * posed.penalty[1])
    words = f"{penalty[0]} {equals(penalty[1])}" if penalty else f"{decimal(multiple)} times the penalty"
    here = replace(posed, problem=problem, penalty=penalty, read_as=(*posed.read_as, f"on its path at {words}"))
    return Boxed(here, within, asked.said, rescaled=partial(rescaled, multiple=multiple) if rescaled else None)


def _selected(centre: Fitted | Several, problem: Regression) -> tuple[tuple[str, int], ...] | None:
    if isinstance(centre, Several):
        return None
    names = names_of(problem)
    return tuple((names[j], s) for j, s in zip(centre.support, centre.signs, strict=True) if s)


def _grid(problem: Regression, points: int) -> list[Fraction]:
    """Return the multiples, at equal ratios, rounded to some digits; the last is 1."""
    first = _first(problem)
    if first <= 1:
        raise BarriersError("nothing is selected at this penalty, nor at larger ones: a path begins at a smaller one")
    ratio = log10(first.numerator) - log10(first.denominator)
    if ratio > MOST_POWERS:
        raise BarriersError("the path would go over more than 300 powers of ten: give a larger penalty to end at")
    steps = [10 ** (ratio * (points - 1 - i) / (points - 1)) for i in range(points)]
    steps[0] = max(steps[0] * (1 - 2e-2), (steps[0] + steps[1]) / 2)  # at the first itself nothing is selected
    found = [Fraction(f"{v:.12g}") for v in steps[:-1]] + [ONE]
    if any(one <= other for one, other in pairwise(found)):
        raise BarriersError("nothing is selected but just below this penalty: a path ends at a smaller one")
    return found


def _first(problem: Regression) -> Fraction:
    """Return the multiple of the penalty from which on nothing is selected."""
    least = min(t for t in problem.thresholds if t)
    huge = (
        1
        + sum((abs(v) for v in problem.y.fractions), ZERO)
        * max((abs(v) for column in problem.columns for v in column.fractions), default=ONE)
        * max(problem.row_weights.fractions if problem.row_weights else [ONE])
        * 4
        / least
        * problem.rows
    )
    found = minimiser(replace(problem, thresholds=tuple(huge * t for t in problem.thresholds)))
    pairs = zip(found.correlations, problem.thresholds, strict=True)
    return max((abs(c) / t for c, t in pairs if t), default=ZERO)


def decimals(radius: Fraction) -> int:
    """Return the least number of printed decimals whose half unit is no larger than a radius > 0.

    >>> decimals(Fraction(1, 20)), decimals(Fraction(1, 21))
    (1, 2)
    """
    k = max(0, ceil(log10(radius.denominator) - log10(2 * radius.numerator)) - 1)
    while Fraction(1, 2 * 10**k) > radius:
        k += 1
    return k


def _radius(path: TrustPath) -> Fraction | None:
    """Return the radius of the box where all its columns that are not exact have the same."""
    assert isinstance(path.asked.within, Radii)
    radii = {r for r in (*path.asked.within.columns, path.asked.within.y) if r}
    return radii.pop() if len(radii) == 1 else None


def _abscissae(path: TrustPath) -> tuple[str, list[Fraction]]:
    """Return what a path goes over, by name, and where its points are."""
    if (penalty := path.asked.posed.penalty) is None:
        return "penalty, times the last", [p.multiple for p in path.points]
    return penalty[0], [p.multiple * penalty[1] for p in path.points]


def path_table(path: TrustPath) -> Sheet:
    """Return the path as a table, a row for each selection in turn."""
    radius, (across, places) = _radius(path), _abscissae(path)
    last = "decimals needed" if radius else "certified, at least"
    headings = (across, "selected", "comes in", "goes out", last)
    out = Sheet(headings, "the certified path", right=(across, "selected", last))
    before: set[str] = set()
    for selected, group in groupby(zip(path.points, places, strict=True), key=lambda pair: pair[0].selected):
        here = list(group)
        names = {name for name, _ in selected or ()}
        ends = [here[0][1], here[-1][1]] if len(here) > 1 else [here[0][1]]
        out.add(
            " … ".join(f"{nearest(v):.4g}" for v in ends), str(len(names)) if selected is not None else "several",
            listed(sorted(names - before)), listed(sorted(before - names)),
            _needed([p.largest for p, _ in here], radius),
        )  # fmt: skip
        before = names
    return out


def _needed(largest: list[Fraction], radius: Fraction | None) -> str:
    """Say how many decimals, or what multiple of the box, the selection is certified for along a part of the path."""
    shown = [v for v in largest if v]
    if not shown:
        return "open"
    if radius is None:
        return f"{decimal(min(shown))} times"
    few, many = sorted({decimals(max(shown) * radius), decimals(min(shown) * radius)})[0], decimals(min(shown) * radius)
    text = str(few) if few == many else f"{few}–{many}"
    return text if len(shown) == len(largest) else f"{text}, or open"


def path_picture(path: TrustPath) -> Picture:
    """Draw the certified radius, and the least with two answers found, against the penalty.

    Lines are broken, and dotted ones drawn, where the selection changes; on top stands how many columns are selected.
    """
    radius = _radius(path) or ONE
    across, places = _abscissae(path)
    points = [(nearest(v), p) for v, p in zip(places, path.points, strict=True)]
    if not points[-1][0] < points[0][0] or not points[-1][0] > SMALLEST:
        across, points = "penalty, times the last", [(nearest(p.multiple), p) for p in path.points]
    heights = [nearest(v * radius) for _, p in points for v in (p.largest, p.smallest) if v]
    if not heights:
        raise BarriersError("nothing was certified on this path, and no two answers were found: there is no picture")
    span, ends = (min(heights) / 2, max(heights) * 5), (min(x for x, _ in points), max(x for x, _ in points))
    title = "How exactly the data must be known (on top: columns selected)"
    up = "radius of the data" if _radius(path) else "times the box"
    chart = Chart(f"{title}: {path.conclusion}", ends, span, title, across, up, log_x=True, log_y=True, height=320)
    if span[0] < nearest(radius) < span[1]:
        chart.line([(ends[0], nearest(radius)), (ends[1], nearest(radius))], INK, thick=0.9, label="as asked")
    for k in range(1, 17):
        half = 0.5 * 10.0**-k
        if span[0] < half < span[1] / 2.5 and _radius(path):
            chart.line([(ends[0], half), (ends[1], half)], GREY, thick=0.7, dash="2 3")
            chart.words(ends[1], half * 1.15, plural(k, "decimal"), colour=INK, anchor="end")
    _stretches(chart, points, radius, span)
    return chart.picture()


def _stretches(chart: Chart, points: list[tuple[float, Point]], radius: Fraction, span: tuple[float, float]) -> None:
    """Draw both curves between the changes of the selection, and mark these."""
    groups = [list(group) for _, group in groupby(points, key=lambda pair: pair[1].selected)]
    edges = [sqrt(one[-1][0] * other[0][0]) for one, other in pairwise(groups)]
    for edge in edges:
        chart.line([(edge, span[0]), (edge, span[1])], GREY, thick=0.5, dash="1 3")
    log_span, written = log10(chart.x[1] / chart.x[0]), float("inf")
    for group, right, left in zip(groups, [chart.x[1], *edges], [*edges, chart.x[0]], strict=True):
        selected, middle = group[0][1].selected, sqrt(left * right)
        if log10(right / left) > 0.03 * log_span and log10(written / middle) > 0.03 * log_span:
            chart.words(middle, span[1] * 0.6, "several" if selected is None else str(len(selected)), colour=QUIET)
            written = middle
    for name, colour, dash, mark in (("largest", BLUE, "", "o"), ("smallest", RED, "5 3", "x")):
        label = "trusted, certified" if name == "largest" else "two answers found"
        for group in groups:
            known = [(x, nearest(v * radius)) for x, p in group if (v := getattr(p, name))]
            if len(known) > 1:
                chart.line(known, colour, label=label, dash=dash, thick=1.2 if dash else 1.6)
                label = ""
            elif known:
                chart.dots(known, colour, mark=mark, size=2.4)
