"""An answer beside the exact minimiser: how far it is, what more it costs, and whether it selects the same columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from constructions.trust.naming import listed
from constructions.trust.programs import Program
from constructions.trust.regressions import Regression
from constructions.trust.roots import Rooted
from nnbarriers.posing import names_of
from nnbarriers.searching import distance
from nnbarriers.showing import one_line, table
from nnbarriers.wording import short
from theory.exact import BarriersError

__all__ = ["Compared", "compare_rational", "compare_rooted", "cost"]

ZERO = Fraction(0)
BITS = 200
Enclosure = tuple[Fraction, Fraction]


@dataclass(frozen=True, repr=False)
class Compared:
    """An answer beside the only minimiser; true just if it selects the same columns, with the same signs.

    `squared_distance` is enclosed by two rationals, which are equal where it is rational; `excess` is None where the
    objective has a root, or the answer no intercept; `missing` and `extra` name columns that the answer lacks, or has
    too many, and those of the other sign.
    """

    squared_distance: Enclosure
    excess: Fraction | None
    missing: tuple[str, ...]
    extra: tuple[str, ...]
    other_sign: tuple[str, ...]

    @property
    def agrees(self) -> bool:
        """Whether the supports agree, with signs."""
        return not (self.missing or self.extra or self.other_sign)

    def __bool__(self) -> bool:
        return self.agrees

    @property
    def conclusion(self) -> str:
        """What differs, in one sentence."""
        low = self.squared_distance[0]
        far = f"it is {distance(low)} from the minimiser"
        if self.agrees:
            return f"the answer selects the same columns; {far}"
        parts = [f"{verb} {listed(names)}" for verb, names in (
            ("lacks", self.missing), ("selects wrongly", self.extra), ("has the other sign at", self.other_sign)
        ) if names]  # fmt: skip
        return f"the answer {', '.join(parts)}; {far}"

    def __repr__(self) -> str:
        return one_line(f"<Compared: {self.conclusion}>")

    def _repr_html_(self) -> str:
        rows = [("squared distance", short(self.squared_distance[0]))]
        rows += [("excess of the objective", short(self.excess))] if self.excess is not None else []
        named = (("lacking", self.missing), ("wrongly selected", self.extra), ("of the other sign", self.other_sign))
        rows += [(name, listed(names)) for name, names in named if names]
        return table("The supports agree" if self.agrees else "The supports differ", rows)


def _supports(
    names: Sequence[str], signs: Sequence[int], answer: Sequence[Fraction]
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Return the names that an answer lacks, has too many, and has with the other sign."""
    theirs = [(v > 0) - (v < 0) for v in answer]
    pairs = list(zip(names, signs, theirs, strict=True))
    return (
        tuple(name for name, s, t in pairs if s and not t),
        tuple(name for name, s, t in pairs if t and not s),
        tuple(name for name, s, t in pairs if s * t < 0),
    )


def compare_rational(problem: Regression | Program, x: Sequence[Fraction], answer: Sequence[Fraction]) -> Compared:
    """Compare with a rational minimiser; an answer to a regression may leave out the columns without a threshold."""
    places = _places(problem, len(answer))
    given = dict(zip(places, answer, strict=True))
    signs = [(x[j] > 0) - (x[j] < 0) if _selects(problem, j) else 0 for j in places]
    theirs = [given[j] if _selects(problem, j) else ZERO for j in places]
    names = names_of(problem)
    square = sum(((given[j] - x[j]) ** 2 for j in places), ZERO)
    whole = len(places) == problem.size
    excess = cost(problem, answer) - cost(problem, x) if whole else None
    return Compared((square, square), excess, *_supports([names[j] for j in places], signs, theirs))


def compare_rooted(found: Rooted, answer: Sequence[Fraction]) -> Compared:
    """Compare with a minimiser that has a root."""
    problem = found.problem
    if len(answer) != problem.size:
        raise BarriersError(f"an answer to this problem has {problem.size} entries, got {len(answer)}")
    ends = dict(zip(found.support, found.enclosed(BITS), strict=True))
    signs, low, high = [0] * problem.size, ZERO, ZERO
    for j, s in zip(found.support, found.signs, strict=True):
        signs[j] = s
    for j, v in enumerate(answer):
        least, most = ends.get(j, (ZERO, ZERO))
        gaps = sorted((abs(v - least), abs(v - most)))
        low += ZERO if least <= v <= most else gaps[0] ** 2
        high += gaps[1] ** 2
    return Compared((low, high), None, *_supports(names_of(problem), signs, answer))


def _selects(problem: Regression | Program, column: int) -> bool:
    """Whether a column is selected or not, as those with a threshold are."""
    return isinstance(problem, Program) or problem.thresholds[column] > 0


def _places(problem: Regression | Program, entries: int) -> tuple[int, ...]:
    """Return the columns of which an answer speaks: all, those with a threshold, or those that are no slacks."""
    exact = problem.exact if isinstance(problem, Program) else {j for j, v in enumerate(problem.thresholds) if not v}
    some = tuple(j for j in range(problem.size) if j not in exact)
    if entries not in (problem.size, len(some)):
        choice = f"{problem.size} entries, or {len(some)}" if len(some) < problem.size else f"{problem.size} entries"
        raise BarriersError(f"an answer to this problem has {choice}, got {entries}")
    return tuple(range(problem.size)) if entries == problem.size else some


def cost(problem: Regression | Program, x: Sequence[Fraction]) -> Fraction:
    """Return the objective at x.

    >>> cost(Regression.lasso([[2, 1]], [1], 1), [Fraction(1, 2), ZERO])
    Fraction(1, 2)
    """
    if isinstance(problem, Program):
        return sum((c * v for c, v in zip(problem.cost.fractions, x, strict=True) if v), ZERO)
    rest = list(problem.y.fractions)
    for column, v in zip(problem.columns, x, strict=True):
        if v:
            rest = [r - a * v for r, a in zip(rest, column.fractions, strict=True)]
    weights = problem.row_weights.fractions if problem.row_weights else (Fraction(1),) * problem.rows
    penalties = zip(problem.thresholds, problem.ridge, x, strict=True)
    squares = sum((w * r * r for w, r in zip(weights, rest, strict=True)), ZERO)
    return squares + sum((2 * t * abs(v) + m * v * v for t, m, v in penalties), ZERO)


def as_entries(values: Any) -> list[Any]:
    """Return the entries of an answer."""
    return list(values.tolist() if hasattr(values, "tolist") else values)
