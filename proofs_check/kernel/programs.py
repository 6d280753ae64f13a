"""Certificates of T for linear programs: the minimiser has one basis for all data within the stated radii (T2).

min <c, x> s.t. Ax = b, l <= x <= u, where a bound may be infinite.  Data and vectors are integers over one denominator
each, and inequalities are multiplied out.  The radius of an entry v of A, b, c is 0 if v = 0 and, in A and c, if its
column is exact; else it is relative |v| + absolute.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from .blocks import block, scaled, together
from .packing import Packed, Work, bits_in, dot, packed, store
from .problems import Column, Program, ascending, read_program
from .reading import Malformed, Rejected, fields, items, number, require, whole
from .vectors import ZERO

CLAIM = ("columns", "data_sha256", "problem", "rows", "within")
WITNESS = ("dual_width", "inverse", "u", "width", "x")
SIGNS = {"+": 1, "-": -1, "0": 0}


@dataclass(frozen=True)
class Within:
    """What the radii are made of: two numbers over one denominator, and the exact columns."""

    relative: int
    absolute: int
    over: int
    exact: frozenset[int]

    def radius(self, entry: int, over: int) -> int:
        """Return the radius of an entry over `over`; it is over that times the own denominator."""
        return self.relative * abs(entry) + self.absolute * over if entry else 0

    def column(self, program: Program, j: int) -> list[int]:
        """Return the radii of the entries of a column, and that of its cost."""
        entries = [*(v for _, v in program.columns[j]), program.cost[j]]
        return [0 if j in self.exact else self.radius(v, program.over) for v in entries]


EXACTLY = Within(0, 0, 1, frozenset())


def check(claim: Any, witness: Any, result: str) -> list[str]:
    """Check all conditions of T2 in order; return what was checked."""
    claim = fields(claim, "claim", *CLAIM, "basis", "places")
    body = fields(witness, "witness", "data", *WITNESS)
    require("T2.1", claim["problem"] == "LP", f"the problem of {result} is LP")
    program = read_program("T2.1", claim, body["data"])
    within = read_within("T2.1", claim["within"], len(program.cost))
    basis, places = read_basis("T2.1", program, claim["basis"], claim["places"])
    certify(program, within, basis, places, body, Work())
    count = uncertain(program, within)
    which = f"for all data within the radii ({count} entries are uncertain)" if count else "for these data exactly"
    return [
        f"checked: {which} this LP of {len(basis)} rows and {len(places)} columns has one minimiser; it is strictly"
        " between its bounds in the columns of the basis, and elsewhere at the bounds stated (T2.1-T2.5)",
        "not checked: what the data are, and that they are known to within the radii",
    ]


def uncertain(program: Program, within: Within) -> int:
    """Return how many entries have a radius > 0."""
    radii = [within.radius(v, program.over) for v in program.right]
    for j in range(len(program.cost)):
        radii += within.column(program, j)
    return sum(map(bool, radii))


def read_within(condition: str, value: Any, size: int) -> Within:
    """Check and return the radii."""
    body = fields(value, "within", "absolute", "exact", "relative")
    exact = [whole(j, "exact") for j in items(body["exact"], "exact")]
    (relative, absolute), over = scaled([number(body[key], key) for key in ("relative", "absolute")])
    require(condition, relative >= 0 and absolute >= 0, "a radius is negative")
    require(condition, ascending(exact, size), "the exact columns do not increase, or are none")
    return Within(relative, absolute, over, frozenset(exact))


def read_basis(condition: str, program: Program, basis: Any, places: Any) -> tuple[list[int], str]:
    """Check that the basis has a column for each row, and that a place is the only name of where the others are."""
    columns = [whole(j, "basis") for j in items(basis, "basis")]
    if not isinstance(places, str):
        raise Malformed("places must be a text")
    require(condition, len(columns) == len(program.right), "the basis must have as many columns as A has rows")
    require(condition, ascending(columns, len(program.cost)), "the basis does not increase, or has no such column")
    require(condition, len(places) == len(program.cost), "there must be a place for each column")
    basic = set(columns)
    for j, (place, low, high) in enumerate(zip(places, program.lower, program.upper)):
        at = "L" * (low is not None) + "U" * (high is not None)
        fits = "B" if j in basic else "F" if low == high and at else at
        require(condition, place in fits, f"column {j} cannot have the place {place!r:.9}")
    return columns, places


def product(matrix: Packed, column: Column) -> list[int]:
    """Return a matrix, whose columns are packed, times a column."""
    return replace(matrix, rows=[matrix.rows[i] for i, _ in column]).times([v for _, v in column])


def prepared(rows: Iterable[Sequence[int]], program: Program, work: Work) -> Packed:
    """Pack the rows of a square matrix, each of which will be multiplied by the entries of a row of A."""
    table = list(rows)
    bits = bits_in(v for column in program.columns for _, v in column)
    long = bits_in(v for row in table for v in row) + bits + len(table).bit_length() + 8
    store(len(table) ** 2, long)
    work.add(sum(map(len, program.columns)), bits, len(table) * long)
    return packed(table, len(table), bits)


@dataclass(frozen=True)
class Basis:
    """Columns of a program, the rows of a matrix M that is near the inverse of A_B, and what M is over."""

    program: Program
    within: Within
    columns: list[int]
    inverse: list[list[int]]
    over: int

    @property
    def one(self) -> int:
        """1 over the denominator of M A."""
        return self.over * self.program.over

    def defect(self, work: Work) -> list[list[int]]:
        """Return the rows of 1 - A_B M."""
        rows: list[Column] = [[] for _ in self.columns]
        for place, j in enumerate(self.columns):
            for i, v in self.program.columns[j]:
                rows[i].append((place, -v))
        matrix = prepared(self.inverse, self.program, work)
        found = [product(matrix, row) for row in rows]
        for i, row in enumerate(found):
            row[i] += self.one
        return found


def certify(
    program: Program, within: Within, columns: list[int], places: str, body: dict[str, Any], work: Work
) -> None:
    """T2.1 for the witness, T2.2 to T2.5; A, b, c are over D, radii over DT, x over H, u over K, M over Q."""
    x, width, u, dual_width, inverse = (block(body[k], k) for k in ("x", "width", "u", "dual_width", "inverse"))
    m, n = len(columns), len(places)
    require("T2.1", all(len(v) == m for v, _ in (x, width, u, dual_width)), "a vector needs an entry for each row")
    require("T2.1", len(inverse[0]) == m * m, "the inverse needs a row and a column for each row")
    ends = {"L": program.lower, "U": program.upper, "F": program.lower}
    fixed = [(ends[place][j] if place in ends else None) or ZERO for j, place in enumerate(places)]
    (near, reach, point), over = together([x, width, scaled(fixed)], work)
    (dual, dual_spread), dual_over = together([u, dual_width], work)
    spread = [0] * n
    for j, v, w in zip(columns, near, reach):
        point[j], spread[j] = v, w
    data = [program.over, *program.right, *program.cost, *(v for column in program.columns for _, v in column)]
    vectors = [over, *point, *reach, dual_over, *dual, *dual_spread, within.over, within.relative, within.absolute]
    long, short = bits_in(vectors), bits_in(data)
    work.add(24 * m * n, 2 * short + long + bits_in(inverse[0]) + inverse[1].bit_length(), short + 3 * long)
    basis = Basis(program, within, columns, [inverse[0][i * m : (i + 1) * m] for i in range(m)], inverse[1])
    images = prepared(zip(*basis.inverse), program, work)
    check_primal(basis, images, point, spread, over)
    check_dual(basis, images, places, dual, dual_spread, dual_over, work)


def check_primal(basis: Basis, images: Packed, point: list[int], spread: list[int], over: int) -> None:
    """T2.2, T2.3: the basic solution is closer to the point than the widths, which keep it from its bounds."""
    program, within = basis.program, basis.within
    left = [v * over for v in program.right]
    slack = [within.radius(v, program.over) * over for v in program.right]
    for j, (v, w) in enumerate(zip(point, spread)):
        for (i, entry), radius in zip(program.columns[j], within.column(program, j)):
            left[i] -= entry * v
            slack[i] += radius * (abs(v) + w)
    widths = [spread[j] for j in basis.columns]
    require("T2.2", min(widths) > 0, "a width is not positive")
    loose = [0] * len(widths)
    for place, j in enumerate(basis.columns):
        for i, v in enumerate(product(images, program.columns[j])):
            loose[i] += abs(basis.one * (i == place) - v) * widths[place]
    for j, row, rest, width in zip(basis.columns, basis.inverse, loose, widths):
        off = (abs(dot(row, left)) + rest) * within.over + dot(map(abs, row), slack)
        require("T2.2", off < width * basis.one * within.over, f"x_{j} may be farther away than its width")
    for j in basis.columns:
        low, high = program.lower[j], program.upper[j]
        above = low is None or Fraction(point[j] - spread[j], over) > low
        below = high is None or Fraction(point[j] + spread[j], over) < high
        require("T2.3", above and below, f"x_{j} may be at a bound")


def check_dual(
    basis: Basis, images: Packed, places: str, dual: list[int], spread: list[int], over: int, work: Work
) -> None:
    """T2.4, T2.5: the dual vector is closer to u than the widths, which keep the reduced costs from 0."""
    program, within = basis.program, basis.within
    costs, slack = [], []
    for j, column in enumerate(program.columns):
        *radii, radius = within.column(program, j)
        costs.append(program.cost[j] * over - sum(v * dual[i] for i, v in column))
        slack.append(radius * over + sum(r * (abs(dual[i]) + spread[i]) for (i, _), r in zip(column, radii)))
    basic, loose = [costs[j] for j in basis.columns], [slack[j] for j in basis.columns]
    defect = list(zip(*basis.defect(work)))
    require("T2.4", min(spread) > 0, "a dual width is not positive")
    for i, (row, gaps, width) in enumerate(zip(zip(*basis.inverse), defect, spread)):
        off = (abs(dot(row, basic)) + dot(map(abs, gaps), spread)) * within.over + dot(map(abs, row), loose)
        require("T2.4", off < width * basis.one * within.over, f"u_{i} may be farther away than its width")
    remainders = prepared(defect, program, work)
    for j, place in enumerate(places):
        if place in "LU":
            image, rest = product(images, program.columns[j]), product(remainders, program.columns[j])
            price = (costs[j] * basis.one - dot(image, basic)) * within.over
            off = slack[j] * basis.one + dot(map(abs, image), loose) + dot(map(abs, rest), spread) * within.over
            require("T2.5", off < (price if place == "L" else -price), f"the reduced cost of column {j} may vanish")


def check_two(claim: Any, witness: Any) -> list[str]:
    """T3 for programs: two data within the radii, each with one minimiser, and these have different bases."""
    claim = fields(claim, "claim", *CLAIM, "bases", "places")
    body = fields(witness, "witness", "answers", "data")
    program = read_program("T3.1", claim, body["data"])
    within = read_within("T3.1", claim["within"], len(program.cost))
    bases, places = items(claim["bases"], "bases"), items(claim["places"], "places")
    answers = [fields(answer, "answer", "corner", "step", *WITNESS) for answer in items(body["answers"], "answers")]
    require("T3.1", len(bases) == len(places) == len(answers) == 2, "there must be two answers")
    work, found = Work(), []
    data = [moved(program, within, answer, work) for answer in answers]
    for place, (datum, answer) in enumerate(zip(data, answers)):
        try:
            columns, at = read_basis("T2.1", datum, bases[place], places[place])
            certify(datum, EXACTLY, columns, at, answer, work)
        except Rejected as error:
            raise Rejected("T3.2", f"answer {place + 1}: {error}") from None
        found.append((columns, at))
    require("T3.3", found[0] != found[1], "the answers are alike")
    return [
        f"checked: two LPs of {len(program.right)} rows and {len(program.cost)} columns, whose bounds are those named"
        " and whose data are within the radii of those named (T3.1), have one minimiser each (T3.2), and these have"
        " different bases, or are at different bounds (T3.3)",
        "so no answer is right for all data within the radii; whatever reads them to within the radii alone may get the"
        " same of both",
        "not checked: what the data are, and that they are known to within the radii only",
    ]


def moved(program: Program, within: Within, answer: dict[str, Any], work: Work) -> Program:
    """T3.1: return the data moved by the step times the signed radii."""
    corner, step = fields(answer["corner"], "corner", "columns", "cost", "right"), number(answer["step"], "step")
    texts = items(corner["columns"], "columns")
    require("T3.1", 0 <= step <= 1, "a step is not between 0 and 1")
    require("T3.1", len(texts) == len(program.columns), "there must be signs for each column")
    by, scale = step.numerator, step.denominator * within.over
    radii = [within.column(program, j) for j in range(len(texts))]
    right = [within.radius(v, program.over) for v in program.right]
    data = [*program.right, *program.cost, *(v for column in program.columns for _, v in column)]
    work.add(2 * len(data), bits_in([*data, *right, *(v for some in radii for v in some)]), bits_in([by, scale]))

    def shifted(values: list[int], play: list[int], text: Any) -> list[int]:
        if not isinstance(text, str):
            raise Malformed("the signs of a corner must be a text")
        require("T3.1", len(text) in (0, len(values)) and set(text) <= set(SIGNS), "the signs are +, - and 0")
        signs = text or "0" * len(values)
        return [v * scale + SIGNS[sign] * by * radius for v, radius, sign in zip(values, play, signs)]

    columns = [
        list(zip((i for i, _ in column), shifted([v for _, v in column], some[:-1], text)))
        for column, some, text in zip(program.columns, radii, texts)
    ]
    cost = shifted(program.cost, [some[-1] for some in radii], corner["cost"])
    right = shifted(program.right, right, corner["right"])
    return replace(program, columns=columns, right=right, cost=cost, over=program.over * scale)
