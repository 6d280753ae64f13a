"""Certificates of T1: for all data within the radii a regression has one minimiser, its support and signs as stated.

min sum_j 2 l_j |x_j| + sum_j mu_j x_j^2 + sum_a v_a (Ax - y)_a^2 for thresholds l, a ridge mu, weights v of the rows.
The sides of the inequalities are those of docs/certificates.md, in integers.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from .blocks import Scaled, block
from .enclosure import Instance, Sides
from .packing import Work, bits_in, store
from .problems import Regression, read_regression
from .reading import bits_of, common_denominator, fields, items, number, numbers, require, told, whole
from .vectors import Vector

CLAIM = ("columns", "data_sha256", "problem", "ridge", "rows", "signs", "support", "thresholds", "within")
WITNESS = ("combinations", "inverse", "width", "x")


@dataclass(frozen=True)
class Given:
    """l and mu, and how far the columns, y and l may be from what is given."""

    thresholds: Vector
    ridge: Vector
    columns: Vector
    y: Fraction
    play: Vector

    @property
    def exact(self) -> bool:
        """Whether all radii are 0."""
        return not any([*self.columns, self.y, *self.play])


@dataclass(frozen=True)
class Stated:
    """The support, with its signs, and the witness: x and its widths, the inverse, and the combinations off it."""

    support: list[int]
    signs: list[int]
    x: Scaled
    width: Scaled
    inverse: Scaled
    combinations: Scaled


def check(claim: Any, witness: Any, result: str) -> list[str]:
    """Check all conditions in order; return what was checked."""
    claim, body = fields(claim, "claim", *CLAIM), fields(witness, "witness", "data", *WITNESS)
    require("T1.1", claim["problem"] == "LASSO", f"the problem of {result} is LASSO")
    data = read_regression(claim, body["data"], "T1.1")
    given = read_given(claim, len(data.columns), "T1.1")
    stated = read_stated(claim["support"], claim["signs"], body, given)
    check_stated(data, given, stated, Work())
    kept = [j for j, sign in zip(stated.support, stated.signs) if sign]
    which = "for exactly these data, as all radii are 0," if given.exact else "for all data within the radii"
    return [
        *(["vacuous: it is so whatever A is"] if whatever(data, given, stated) else []),
        f"checked: {which} this LASSO of {len(data.y[0])} rows and {len(data.columns)} columns has one minimiser"
        " (T1.1, T1.2, T1.4)",
        f"of the columns with a threshold > 0 its support has {told(kept)} and no other, with the stated signs"
        " (T1.2-T1.4)",
        "not checked: where the data come from, and that they are known to within the radii",
    ]


def whatever(data: Regression, given: Given, stated: Stated) -> bool:
    """Tell whether the claim holds for every A: by the ridge, and as no column can enter, or none is penalised."""
    still = not any(w and (b or given.y) for w, b in zip(data.weights[0], data.y[0]))
    single = all(given.ridge[j] for j in stated.support)
    return not any(stated.signs) and single and (still or len(stated.support) == len(data.columns))


def read_given(claim: dict[str, Any], size: int, condition: str) -> Given:
    """Thresholds, ridge and radii have an entry a column, none is negative, and no threshold may fall below 0."""
    within = fields(claim["within"], "within", "columns", "thresholds", "y")
    thresholds, ridge = numbers(claim["thresholds"], "thresholds"), numbers(claim["ridge"], "ridge")
    columns, play = numbers(within["columns"], "within"), numbers(within["thresholds"], "within")
    given = Given(thresholds, ridge, columns, number(within["y"], "within"), play)
    fits = all(len(values) == size for values in (thresholds, ridge, columns, play))
    require(condition, fits, "thresholds, ridge and radii must have an entry for each column of A")
    require(condition, min([*ridge, *columns, *play, given.y]) >= 0, "no ridge and no radius may be negative")
    require(condition, all(g <= v for g, v in zip(play, thresholds)), "a threshold may fall below 0")
    return given


def read_stated(support: Any, signs: Any, body: dict[str, Any], given: Given) -> Stated:
    """T1.1: the support increases and has all columns without a threshold, and these no sign; all lengths fit."""
    columns, marks = (
        [whole(j, "support") for j in items(support, "support")],
        [whole(s, "sign") for s in items(signs, "signs")],
    )
    size = len(given.thresholds)
    free = [j for j, threshold in enumerate(given.thresholds) if not threshold]
    fits = columns == sorted(set(columns) | set(free)) and all(0 <= j < size for j in columns)
    require("T1.1", fits, "the support must increase, and have all columns whose threshold is 0")
    fits = len(marks) == len(columns) and all(
        s in (-1, 1) if given.thresholds[j] else s == 0 for j, s in zip(columns, marks)
    )
    require("T1.1", fits, "the signs must be 1 or -1, and 0 where the threshold is 0")
    stated = Stated(columns, marks, *(block(body[key], key) for key in ("x", "width", "inverse", "combinations")))
    k = len(columns)
    lengths = [len(values) for values, _ in (stated.x, stated.width, stated.inverse, stated.combinations)]
    require("T1.1", lengths == [k, k, k * k, (size - k) * k], "the witness does not fit the support")
    require("T1.1", all(w > 0 for w in stated.width[0]), "the widths must be > 0")
    return stated


def check_stated(data: Regression, given: Given, stated: Stated, work: Work) -> None:
    """T1.2-T1.4: x is near the coefficients, which have the signs, and no other column enters."""
    it = integers(data, given, stated, work)
    (inverse, over), (combinations, below), k = stated.inverse, stated.combinations, len(stated.support)
    sides = Sides(it, stated.support, stated.signs, inverse + combinations, work)
    one = it.unit * it.scale * over
    for i, j in enumerate(stated.support):
        identity = [one * (i == place) for place in range(k)]
        enclosed = sides.of(inverse[i * k : (i + 1) * k], over, identity, [], 0)
        fits = any(side < it.unit * one * it.width[i] for side in enclosed)
        require("T1.2", fits, f"the enclosure of the entry for column {j} does not follow")
    for j, sign, x, width in zip(stated.support, stated.signs, it.x, it.width):
        require("T1.3", not sign or sign * x > width, f"the entry for column {j} may be 0, or of the other sign")
    for i, j in enumerate(sorted({*range(len(it.columns))} - {*stated.support})):
        limit = it.unit * below * (it.thresholds[j] - it.play[j])
        bounded = sides.of(combinations[i * k : (i + 1) * k], below, [0] * k, it.columns[j], it.radii[j])
        require("T1.4", any(side < limit for side in bounded), f"column {j} may be in the support")


def integers(data: Regression, given: Given, stated: Stated, work: Work) -> Instance:
    """Return problem and x in integers."""
    parts, pair = [*data.columns, data.y], [stated.x, stated.width]
    below, point = common([over for _, over in parts]), common([over for _, over in pair])
    weights, rows = data.weights
    unit = common_denominator([*given.thresholds, *given.ridge, *given.columns, *given.play, given.y])
    scale = below**2 * rows
    parameters = [given.thresholds, given.ridge, given.columns, given.play]
    entry, long = bits_in(v for values, _ in parts for v in values), below.bit_length()
    level = bits_of(v for values in parameters for v in values) + unit.bit_length()
    above = (point * scale).bit_length()
    store(len(parts) * len(data.y[0]), entry + long)
    store(4 * len(data.columns), level + above)
    work.add(len(parts) * len(data.y[0]), entry, long)
    work.add(4 * len(data.columns), level, above)
    thresholds, ridge, radii, play = (
        [v.numerator * (unit // v.denominator) * factor for v in values]
        for values, factor in zip(parameters, (point * scale, scale, below, point * scale))
    )
    *columns, y = ([v * (below // over) for v in values] for values, over in parts)
    x, width = ([v * (point // over) for v in values] for values, over in pair)
    right = given.y.numerator * (unit // given.y.denominator) * below * point
    y = [point * v for v in y]
    return Instance(columns, y, weights, unit, scale, thresholds, ridge, radii, play, right, x, width)


def common(denominators: list[int]) -> int:
    """Return the least common multiple; raises Unsupported if it is too long."""
    return common_denominator(Fraction(1, over) for over in denominators)
