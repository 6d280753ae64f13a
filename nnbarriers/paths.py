"""The path of a LASSO over a grid of penalties: what is selected, exactly, and how many decimals that takes (T1)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import groupby
from math import ceil, log10
from typing import Any

from rich.table import Table
from rich.text import Text

from constructions.trust.active_sets import Fitted, Several, minimiser
from constructions.trust.regression_trust import path as along
from constructions.trust.regressions import Radii, Regression
from nnbarriers.arguments import whole
from nnbarriers.boxes import Boxed, boxed
from nnbarriers.drawing.svg import BLUE, GREY, INK, RED, Chart, Picture
from nnbarriers.posing import names_of, stated
from nnbarriers.showing import one_line, table
from nnbarriers.waiting import Waiting
from nnbarriers.wording import decimal, nearest, plural, short
from theory.exact import BarriersError, write_rational

__all__ = ["Point", "TrustPath", "follow", "path_picture", "path_table", "trust_path"]

ZERO, ONE = Fraction(0), Fraction(1)
MOST, MOST_POWERS = 2000, 300
Told = Callable[[str], None] | None


@dataclass(frozen=True)
class Point:
    """What is selected at a multiple of the problem's own penalty, and in how large a box that is certified."""

    multiple: Fraction
    selected: tuple[tuple[str, int], ...] | None
    verdict: str
    largest: Fraction
    smallest: Fraction | None


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
                    "multiple": write_rational(p.multiple), "verdict": p.verdict,
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
    count, start = whole(points, "points", 2, MOST), whole(seed, "seed")
    with Waiting() as waiting:
        return follow(asked, count, start, waiting)


def follow(asked: Boxed, points: int, seed: int, told: Told) -> TrustPath:
    """Return the path of a box's problem."""
    problem, within = asked.posed.problem, asked.within
    if not isinstance(problem, Regression) or not isinstance(within, Radii):
        raise BarriersError("a path is that of a LASSO or an elastic net: this is a linear program")
    found, rescaled = [], asked.model.rescaled if asked.model else None
    for multiple, judged in along(problem, _grid(problem, points), within, seed=seed, rescaled=rescaled):
        if told:
            told(f"penalty {decimal(multiple)} times the last")
        largest, smallest = judged.largest, judged.smallest
        two = smallest is not None and smallest <= 1
        verdict = "trusted" if largest >= 1 else "two answers" if two else "open"
        found.append(Point(multiple, _selected(judged.found, problem), verdict, largest, smallest))
    return TrustPath(asked, tuple(found))


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
    return [Fraction(f"{v:.12g}") for v in steps[:-1]] + [ONE]


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


def path_table(path: TrustPath) -> Table:
    """Return the path as a table, a row for each selection in turn."""
    radius = _radius(path)
    out = Table(title=Text("the certified path", "bold"), title_justify="left")
    for name in ("penalty, times the last", "selected", "comes in", "goes out", "decimals" if radius else "certified"):
        out.add_column(name, justify="left" if name in ("comes in", "goes out") else "right")
    before: set[str] = set()
    for selected, group in groupby(path.points, key=lambda p: p.selected):
        here = list(group)
        names = {name for name, _ in selected or ()}
        ends = (here[0].multiple, here[-1].multiple)
        span = " … ".join(f"{float(v):.4g}" for v in (ends if len(here) > 1 else ends[:1]))
        least = [p.largest for p in here]
        out.add_row(
            Text(span), str(len(names)) if selected is not None else "several",
            Text(", ".join(sorted(names - before))), Text(", ".join(sorted(before - names))),
            Text(_needed(least, radius)),
        )  # fmt: skip
        before = names
    return out


def _needed(largest: list[Fraction], radius: Fraction | None) -> str:
    """Say how many decimals, or what multiple of the box, the selection is certified for along a part of the path."""
    shown = [v for v in largest if v]
    if not shown:
        return "open"
    if radius is None:
        return f"{short(min(shown))} times"
    few, many = sorted({decimals(max(shown) * radius), decimals(min(shown) * radius)})[0], decimals(min(shown) * radius)
    text = str(few) if few == many else f"{few}–{many}"
    return text if len(shown) == len(largest) else f"{text}, or open"


def path_picture(path: TrustPath) -> Picture:
    """Draw the certified radius, and the least with two answers found, against the penalty."""
    radius = _radius(path) or ONE
    known = [(nearest(p.multiple), nearest(p.largest * radius)) for p in path.points if p.largest]
    two = [(nearest(p.multiple), nearest(p.smallest * radius)) for p in path.points if p.smallest]
    if not known and not two:
        raise BarriersError("nothing was certified on this path, and no two answers were found: there is no picture")
    heights = [y for _, y in known + two]
    span = (min(heights) / 2, max(heights) * 2)
    across = [nearest(p.multiple) for p in path.points]
    title = "How exactly the data must be known"
    chart = Chart(
        f"{title}: {path.conclusion}", (min(across), max(across)), span, title, "penalty, times the last",
        "radius of the data" if _radius(path) else "times the box", log_x=True, log_y=True,
    )  # fmt: skip
    if span[0] < nearest(radius) < span[1]:
        chart.line([(min(across), nearest(radius)), (max(across), nearest(radius))], INK, thick=0.9, label="as asked")
    for k in range(1, 17):
        half = 0.5 * 10.0**-k
        if span[0] < half < span[1] and _radius(path):
            chart.line([(min(across), half), (max(across), half)], GREY, thick=0.7, dash="2 3")
            chart.words(max(across), half * 1.15, plural(k, "decimal"), colour=INK, anchor="end")
    chart.line(known, BLUE, label="trusted, certified")
    chart.line(two, RED, label="two answers found", dash="5 3", thick=1.2)
    return chart.picture()
