"""Certificates of T2, and of T3 for linear programs: at the edges of every condition, by rational arithmetic."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache
from random import Random
from typing import Any

from constructions.blocks import Block
from constructions.certificates import envelope, sha256
from tests.certificates.editing import Certificate, edited
from theory.exact import write_rational

Number = int | str | Fraction
Bound = Number | None
HALF, TINY = Fraction(1, 2), Fraction(1, 2**40)


def inverse(rows: Sequence[Sequence[Fraction]]) -> list[list[Fraction]]:
    """The inverse of a matrix, by elimination."""
    size = len(rows)
    table = [[*row, *(Fraction(int(i == j)) for j in range(size))] for i, row in enumerate(rows)]
    for i in range(size):
        pivot = next(r for r in range(i, size) if table[r][i])
        table[i], table[pivot] = table[pivot], table[i]
        table[i] = [v / table[i][i] for v in table[i]]
        for r in range(size):
            if r != i:
                table[r] = [v - table[r][i] * w for v, w in zip(table[r], table[i], strict=True)]
    return [row[size:] for row in table]


@dataclass(frozen=True)
class LP:
    """min <c, x> s.t. Ax = b, l <= x <= u, for the rows of A."""

    rows: Sequence[Sequence[Number]]
    right: Sequence[Number]
    cost: Sequence[Number]
    lower: Sequence[Bound]
    upper: Sequence[Bound]

    @property
    def matrix(self) -> list[list[Fraction]]:
        """A."""
        return [[Fraction(v) for v in row] for row in self.rows]

    def data(self) -> dict[str, Any]:
        """What a certificate holds."""
        columns = []
        for column in zip(*self.matrix, strict=True):
            entries = [(i, v) for i, v in enumerate(column) if v]
            columns.append({"rows": [i for i, _ in entries], **Block.of([v for _, v in entries]).as_json()})
        ends = {"lower": self.lower, "upper": self.upper}
        bounds = {key: [None if v is None else write_rational(Fraction(v)) for v in end] for key, end in ends.items()}
        return {
            "columns": columns,
            "right": Block.of(self.right).as_json(),
            "cost": Block.of(self.cost).as_json(),
            **bounds,
        }

    def solved(self, places: str) -> dict[str, dict[str, str]]:
        """The inverse of the basis, the basic solution and its dual vector, as blocks."""
        basis = [j for j, place in enumerate(places) if place == "B"]
        ends = {"L": self.lower, "U": self.upper, "F": self.lower}
        rest = {j: Fraction(ends[place][j] or 0) for j, place in enumerate(places) if place != "B"}
        turned = inverse([[row[j] for j in basis] for row in self.matrix])
        left = [
            Fraction(b) - sum((row[j] * v for j, v in rest.items()), Fraction(0))
            for row, b in zip(self.matrix, self.right, strict=True)
        ]
        x = [sum((v * w for v, w in zip(row, left, strict=True)), Fraction(0)) for row in turned]
        u = [
            sum((v * Fraction(self.cost[j]) for v, j in zip(column, basis, strict=True)), Fraction(0))
            for column in zip(*turned, strict=True)
        ]
        blocks = {"x": x, "u": u, "inverse": [v for row in turned for v in row]}
        return {key: Block.of(values).as_json() for key, values in blocks.items()}


def within(relative: Number = 0, absolute: Number = 0, exact: Sequence[int] = ()) -> dict[str, Any]:
    """Radii."""
    return {
        "relative": write_rational(Fraction(relative)),
        "absolute": write_rational(Fraction(absolute)),
        "exact": list(exact),
    }


def widths(width: Sequence[Number], dual: Sequence[Number]) -> dict[str, Any]:
    """Widths of the basic solution and of the dual vector."""
    return {"width": Block.of(width).as_json(), "dual_width": Block.of(dual).as_json()}


def trust(
    lp: LP, places: str, radii: dict[str, Any], width: Sequence[Number], dual: Sequence[Number], **other: Any
) -> Certificate:
    """A certificate of T2 with the exact inverse, solution and dual vector, or others as blocks."""
    data = lp.data()
    claim = {
        "problem": "LP",
        "data_sha256": sha256(data),
        "rows": len(lp.rows),
        "columns": len(lp.cost),
        "within": radii,
        "basis": [j for j, place in enumerate(places) if place == "B"],
        "places": places,
    }
    witness = {"data": data, **(other or lp.solved(places)), **widths(width, dual)}
    return envelope("trust", "T2", claim, witness, None)


def corner(columns: Sequence[str], right: str = "", cost: str = "") -> dict[str, Any]:
    """Signs of a corner of the box."""
    return {"columns": list(columns), "right": right, "cost": cost}


def moved(lp: LP, radii: dict[str, Any], step: Number, to: dict[str, Any]) -> LP:
    """The datum of an answer: the program moved toward a corner."""
    relative, absolute = Fraction(radii["relative"]), Fraction(radii["absolute"])

    def datum(v: Number, sign: str, exact: bool = False) -> Fraction:
        value, way = Fraction(v), {"+": 1, "-": -1, "0": 0}[sign]
        return value + way * Fraction(step) * (relative * abs(value) + absolute) * (value != 0 and not exact)

    n, exact = len(lp.cost), radii["exact"]
    columns = []
    for j, entries in enumerate(zip(*lp.rows, strict=True)):
        signs = iter(to["columns"][j] or "0" * len(entries))
        columns.append([datum(v, next(signs), j in exact) if v else Fraction(0) for v in entries])
    right = [datum(v, sign) for v, sign in zip(lp.right, to["right"] or "0" * len(lp.right), strict=True)]
    cost = [datum(v, sign, j in exact) for j, (v, sign) in enumerate(zip(lp.cost, to["cost"] or "0" * n, strict=True))]
    return replace(lp, rows=list(zip(*columns, strict=True)), right=right, cost=cost)


def answer(
    lp: LP, radii: dict[str, Any], places: str, step: Number, to: dict[str, Any], width: Number = TINY
) -> dict[str, Any]:
    """An answer of T3: where the datum is, and its witness."""
    size = len(lp.rows)
    found = moved(lp, radii, step, to).solved(places)
    return {"step": write_rational(Fraction(step)), "corner": to, **found, **widths([width] * size, [width] * size)}


def two(lp: LP, radii: dict[str, Any], places: Sequence[str], answers: Sequence[dict[str, Any]]) -> Certificate:
    """A certificate of T3."""
    data = lp.data()
    claim = {
        "problem": "LP",
        "data_sha256": sha256(data),
        "rows": len(lp.rows),
        "columns": len(lp.cost),
        "within": radii,
        "bases": [[j for j, place in enumerate(p) if place == "B"] for p in places],
        "places": list(places),
    }
    return envelope("two-answers", "T3", claim, {"data": data, "answers": list(answers)}, None)


CHOICE = LP([[1, 1]], [1], [1, "3/2"], [0, 0], [None, None])
"""One of two, of which the first costs less: x = 1, u = 1, and the other's reduced cost is 1/2."""
HALVES = LP([[HALF, HALF]], [HALF], [HALF, 1], [0, 0], [None, None])
BOUNDS = LP(
    [[2, 1, 1, 0, 3, 0], [1, 3, 0, 1, -1, 0]],
    ["19/2", "19/2"],
    [1, -2, 0, 1, 5, 2],
    [0, None, "-3/2", -1, "1/2", 0],
    [10, "7/2", 1, None, "1/2", 0],
)
"""The basis (2, 3), the dual vector (1, -1); a column at its upper bound, one at its lower, one fixed, one of zeros."""
TENTH, FIFTH, QUARTER = Fraction(1, 10), Fraction(1, 5), Fraction(1, 4)


def choice(radii: dict[str, Any], width: Number, dual: Number, lp: LP = CHOICE) -> Certificate:
    """A certificate of CHOICE, or of a program like it."""
    return trust(lp, "BL", radii, [width], [dual])


@dataclass(frozen=True)
class Near:
    """A program, places, and what is near the inverse, the solution, the dual vector; widths; exact columns."""

    lp: LP
    places: str
    inverse: list[list[Fraction]]
    x: list[Fraction]
    u: list[Fraction]
    width: list[Fraction]
    dual: list[Fraction]
    exact: list[int]

    def certificate(self, relative: Number, absolute: Number) -> Certificate:
        vectors = {"x": self.x, "u": self.u, "inverse": [v for row in self.inverse for v in row]}
        blocks = {key: Block.of(values).as_json() for key, values in vectors.items()}
        return trust(self.lp, self.places, within(relative, absolute, self.exact), self.width, self.dual, **blocks)

    def slacks(self, relative: Fraction, absolute: Fraction) -> dict[tuple[str, int], Fraction]:
        """By how much the inequalities of T2.2, T2.4, T2.5 hold, in matrices of rationals."""
        m, n = len(self.lp.rows), len(self.places)
        basis = [j for j in range(n) if self.places[j] == "B"]

        def radius(v: Fraction) -> Fraction:
            return relative * abs(v) + absolute if v else Fraction(0)

        a, b, c = self.lp.matrix, list(map(Fraction, self.lp.right)), list(map(Fraction, self.lp.cost))
        e = [[radius(v) * (j not in self.exact) for j, v in enumerate(row)] for row in a]
        g = [radius(v) * (j not in self.exact) for j, v in enumerate(c)]
        full = [Fraction(0)] * n
        for j, place in enumerate(self.places):
            end = self.lp.upper[j] if place == "U" else self.lp.lower[j]
            full[j] = self.x[basis.index(j)] if place == "B" else Fraction(end or 0)
        one = [[Fraction(int(i == j)) for j in range(m)] for i in range(m)]
        ab, eb = ([[row[j] for j in basis] for row in table] for table in (a, e))
        ma, am = times(self.inverse, ab), times(ab, self.inverse)
        size = modulus(self.inverse)
        d = [v - w for v, w in zip(b, column(times(a, upright(full))), strict=True)]
        s = [radius(v) + w for v, w in zip(b, column(times(e, modulus(upright(full)))), strict=True)]
        r = plus(modulus(plus(one, ma, -1)), times(size, eb))
        near = [modulus(times(self.inverse, upright(d))), times(size, upright(s)), times(r, upright(self.width))]
        found = {("T2.2", i): w - sum(t[i][0] for t in near) for i, w in enumerate(self.width)}
        z = [v - w for v, w in zip(c, column(times(turned(a), upright(self.u))), strict=True)]
        h = [v + w for v, w in zip(g, column(times(turned(e), modulus(upright(self.u)))), strict=True)]
        du, hu = upright([z[j] for j in basis]), upright([h[j] for j in basis])
        r2 = turned(plus(modulus(plus(one, am, -1)), times(eb, size)))
        near = [modulus(times(turned(self.inverse), du)), times(turned(size), hu), times(r2, upright(self.dual))]
        found |= {("T2.4", i): v - sum(t[i][0] for t in near) for i, v in enumerate(self.dual)}
        for j, place in enumerate(self.places):
            if place in "LU":
                image = times(self.inverse, upright([row[j] for row in a]))
                rest = plus(upright([row[j] for row in a]), times(ab, image), -1)
                reach = plus(plus(modulus(rest), upright([row[j] for row in e])), times(eb, modulus(image)))
                price = z[j] - times(turned(image), du)[0][0]
                off = h[j] + times(turned(modulus(image)), hu)[0][0] + times(turned(reach), upright(self.dual))[0][0]
                found["T2.5", j] = (price if place == "L" else -price) - off
        return found


Matrix = list[list[Fraction]]


def times(a: Matrix, b: Matrix) -> Matrix:
    return [[sum((v * w for v, w in zip(row, other, strict=True)), Fraction(0)) for other in turned(b)] for row in a]


def turned(a: Matrix) -> Matrix:
    return [list(row) for row in zip(*a, strict=True)]


def plus(a: Matrix, b: Matrix, factor: int = 1) -> Matrix:
    return [[v + factor * w for v, w in zip(*rows, strict=True)] for rows in zip(a, b, strict=True)]


def modulus(a: Matrix) -> Matrix:
    return [list(map(abs, row)) for row in a]


def upright(v: Sequence[Fraction]) -> Matrix:
    return [[entry] for entry in v]


def column(a: Matrix) -> list[Fraction]:
    return [row[0] for row in a]


def some(random: Random, m: int, n: int) -> Near | None:
    """A random program of small integers with a basis, and a witness that is rounded; None if it is degenerate."""
    rows = [[random.choice([-2, -1, 0, 1, 2, 3]) for _ in range(n)] for _ in range(m)]
    basis = sorted(random.sample(range(n), m))
    places = "".join("B" if j in basis else random.choice("LU") for j in range(n))
    a = [[Fraction(row[j]) for j in basis] for row in rows]
    try:
        exact = inverse(a)
    except StopIteration:
        return None
    x = [Fraction(random.randint(1, 4)) if j in basis else Fraction(random.randint(-1, 1)) for j in range(n)]
    u = [Fraction(random.randint(-2, 2)) for _ in range(m)]
    right = [sum((v * w for v, w in zip(row, x, strict=True)), Fraction(0)) for row in rows]
    slope = {"B": 0, "L": random.randint(3, 9), "U": -random.randint(3, 9)}
    cost = [sum((row[j] * v for row, v in zip(rows, u, strict=True)), Fraction(slope[places[j]])) for j in range(n)]
    lower = [v - (j in basis) * 10 for j, v in enumerate(x)]
    upper = [v + 10 if places[j] != "U" else v for j, v in enumerate(x)]
    lower = [v - 10 if places[j] == "U" else v for j, v in enumerate(lower)]

    def rounded(v: Fraction, to: int) -> Fraction:
        return Fraction(round(v * to), to)

    scale = random.choice([64, 1000])
    near = [[rounded(v, scale) for v in row] for row in exact]
    basic = [x[j] + Fraction(random.randint(-3, 3), 1000) for j in basis]
    dual = [v + Fraction(random.randint(-3, 3), 1000) for v in u]
    sizes = [[Fraction(random.randint(1, 60), 20) for _ in range(m)] for _ in range(2)]
    return Near(
        LP(rows, right, cost, lower, upper), places, near, basic, dual, *sizes, sorted(random.sample(range(n), 1))
    )


@cache
def edges() -> dict[str, tuple[Certificate, Certificate]]:
    """By inequality: a certificate in which it holds by a hair, and one in which not quite."""
    random, found = Random(1), dict[str, tuple[Certificate, Certificate]]()
    relative, hair = Fraction(1, 5000), Fraction(1, 2**80)
    while len(found) < 8:
        it = some(random, *random.choice([(2, 5), (3, 5)]))
        if it is None:
            continue
        at = [it.slacks(relative, Fraction(v)) for v in (0, 1)]
        if min(at[0].values()) <= 0:
            continue
        ends = sorted((v / (v - at[1][key]), key) for key, v in at[0].items() if at[1][key] < v)
        (absolute, (condition, number)), (further, _) = ends[:2]
        what = {"T2.2": "x", "T2.4": "u", "T2.5": f"reduced-cost-at-{it.places[number]}"}[condition]
        name = f"{condition}-{what}" + f"-{number}" * (condition != "T2.5")
        if further > absolute and min(ends)[0] == absolute and name not in found and max(it.width) < 9:
            found[name] = it.certificate(relative, absolute - hair), it.certificate(relative, absolute)
    return found


ENDS = LP([[1]], [1], [1], [0], [2])
TIE = LP([[1, 1]], [1], [1, 1], [0, 0], [None, None])
"""Two minimisers, and all between them."""
SWITCH = LP([[1, 1]], [1], [1, 1], [0, 0], [2, "1/2"])
"""The same, where the second entry has an upper bound."""


PAIRS = LP([[1, 1, 0, 0], [0, 1, 1, 1]], [1, 2], [1, 2, 1, 1], [0] * 4, [None] * 4)


SIXTHS = LP([["1/6", "1/6"]], ["1/6"], [1, 1], [0, 0], [None, None])


def ties() -> dict[str, Certificate]:
    """Certificates of T3."""
    cost = within(0, QUARTER)
    one, two_ = corner(["", ""], "", "-+"), corner(["", ""], "", "+-")
    matrix, wide = within(TENTH), within(TENTH, "1/7", [0])
    first, second = corner(["+", "-"], "-", "0-"), corner(["-", "+"], "0", "0+")
    low, high = corner(["", "-"], "+", "0+"), corner(["0", "+"], "-", "0-")
    third = Fraction(1, 3)
    return {
        "T3-program-cost": two(
            TIE, cost, ["BL", "LB"], [answer(TIE, cost, "BL", 1, one), answer(TIE, cost, "LB", 1, two_)]
        ),
        "T3-program-rationals": two(
            SIXTHS, cost, ["BL", "LB"], [answer(SIXTHS, cost, "BL", 1, one), answer(SIXTHS, cost, "LB", 1, two_)]
        ),
        "T3-program-bound": two(
            SWITCH, cost, ["BL", "BU"], [answer(SWITCH, cost, "BL", HALF, one), answer(SWITCH, cost, "BU", 1, two_)]
        ),
        "T3-program-matrix": two(
            TIE, matrix, ["LB", "BL"], [answer(TIE, matrix, "LB", third, second), answer(TIE, matrix, "BL", 1, first)]
        ),
        "T3-program-centre": two(
            CHOICE, within(HALF), ["BL", "LB"],
            [answer(CHOICE, within(HALF), "BL", 0, two_), answer(CHOICE, within(HALF), "LB", 1, two_)],
        ),
        "T3-program-exact-column": two(
            TIE, wide, ["BL", "LB"], [answer(TIE, wide, "BL", 1, low), answer(TIE, wide, "LB", 1, high)]
        ),
        "T3-program-two-rows": two(
            PAIRS, wide, ["BLBL", "LBLB"],
            [
                answer(PAIRS, wide, "BLBL", 1, corner(["", "--", "", "+"], "0+", "0+-+")),
                answer(PAIRS, wide, "LBLB", "2/3", corner(["+", "++", "-", ""], "-0", "0-+-")),
            ],
        ),
    }  # fmt: skip


def good() -> dict[str, Certificate]:
    """Certificates that must be accepted, by name."""
    none, box, ninths = within(), within(TENTH), Fraction(2, 9)
    low, high = replace(CHOICE, lower=["3/4", 0]), replace(CHOICE, upper=["5/4", None])
    free = LP([[1]], [1], [1], [None], [None])
    many = LP([["1/3", "2/7", 1]], ["5/3"], ["1/5", "4/5", "-1/2"], [0, 0, None], [None, None, "-1/11"])
    equal = {"x": ["1"], "u": ["1"], "inverse": ["9/10"]}
    rough = {key: Block.of(v).as_json() for key, v in equal.items()}
    return {
        "T2-choice": choice(none, TINY, TINY),
        "T2-choice-in-a-box": choice(box, ninths + TINY, ninths + TINY),
        "T2-reduced-cost-by-a-hair": choice(box, QUARTER, QUARTER - TINY),
        "T2-above-a-bound-by-a-hair": choice(box, QUARTER - TINY, ninths + TINY, low),
        "T2-below-a-bound-by-a-hair": choice(box, QUARTER - TINY, ninths + TINY, high),
        "T2-inverse-nine-tenths": trust(free, "B", none, [HALF], [HALF], **rough),
        "T2-free": trust(free, "B", within(HALF), [3], [3]),
        "T2-two-columns": trust(CHOICE, "BL", within(QUARTER, 0, [0, 1]), ["3/8"], [TINY]),
        "T2-absolute": trust(CHOICE, "BL", within(0, TENTH, [1]), [QUARTER], [QUARTER]),
        "T2-absolute-of-halves": trust(HALVES, "BL", within(0, TENTH, [1]), [HALF + TINY], [HALF + TINY]),
        "T2-bounds": trust(BOUNDS, "BBULFF", none, [TINY] * 2, [TINY] * 2),
        "T2-bounds-in-a-box": trust(BOUNDS, "BBULFF", within("1/50", "1/100", [2, 3]), ["2/5"] * 2, ["1/3"] * 2),
        "T2-rationals": trust(many, "BLU", within("1/1000", "1/2000"), ["1/20"], ["1/20"]),
        **{f"T2-{name.partition('-')[2]}-by-a-hair": pair[0] for name, pair in edges().items()},
        **{f"T2-long-{name}": body for name, body in _long().items()},
        **ties(),
    }


def _long() -> dict[str, Certificate]:
    """BOUNDS with long numbers in one place each."""
    exact, small = BOUNDS.solved("BBULFF"), Fraction(1, 3**300)
    vectors = {"x": [2, 3], "u": [1, -1], "inverse": [Fraction(v, 5) for v in (3, -1, -1, 2)]}
    near = {
        key: exact | {key: Block.of([Fraction(v) + small for v in values]).as_json()} for key, values in vectors.items()
    }
    tiny, places = [TINY] * 2, "BBULFF"
    scaled = replace(
        BOUNDS,
        rows=[[Fraction(v) * small for v in row] for row in BOUNDS.rows],
        right=[Fraction(v) * small for v in BOUNDS.right],
    )
    found = {f"{key}": trust(BOUNDS, places, within(), tiny, tiny, **body) for key, body in near.items()}
    return found | {
        "matrix": trust(scaled, places, within(), tiny, [1 / small / 100] * 2),
        "cost": trust(replace(BOUNDS, cost=[1, -2, 0, 1, 5, 2 + small]), places, within(), tiny, tiny),
        "width": trust(BOUNDS, places, within(), [TINY + small] * 2, tiny),
        "dual-width": trust(BOUNDS, places, within(), tiny, [TINY + small] * 2),
        "radius": trust(BOUNDS, places, within(small, small, [0]), tiny, tiny),
        "bound": trust(replace(BOUNDS, lower=[0, None, small - 7, -1, HALF, 0]), places, within(), tiny, tiny),
        "bound-that-is-used": trust(
            replace(BOUNDS, upper=[10, None, 1 + small, None, HALF, 0]), places, within(), tiny, tiny
        ),
    }


def bad() -> dict[str, Certificate]:
    """Certificates that must not be accepted, by name."""
    return {
        **{f"{name}-not-quite": pair[1] for name, pair in edges().items()},
        **_bad_shapes(),
        **_bad_places(),
        **_bad_sides(),
        **_bad_ties(),
    }


def _bad_shapes() -> dict[str, Certificate]:
    base = good()["T2-bounds"]
    data, one = "witness.data", {"over": "1", "values": "1"}
    short = {key: edited(base, f"witness.{key}", one) for key in ("x", "u", "width", "dual_width", "inverse")}
    empty: dict[str, Any] = {"columns": [], "cost": {"over": "1", "values": ""}, "lower": [], "upper": []}
    none = edited(base, data, {**empty, "right": {"over": "1", "values": ""}})
    none["claim"] |= {"rows": 0, "columns": 0, "basis": [], "places": ""}
    for key in short:
        none = edited(none, f"witness.{key}", {"over": "1", "values": ""})
    no_rows = edited(none, data, {"columns": [{"over": "1", "rows": [], "values": ""}], "cost": one,
                                  "lower": ["0"], "upper": ["1"], "right": {"over": "1", "values": ""}})  # fmt: skip
    no_rows["claim"] |= {"columns": 1, "places": "L"}
    no_columns = edited(none, data, {**empty, "right": one})
    no_columns["claim"] |= {"rows": 1}
    return {
        "T2.1-another-problem": edited(base, "claim.problem", "LASSO"),
        "T2.1-other-data": edited(base, f"{data}.right.values", "19 20", pin=False),
        "T2.1-more-rows-claimed": edited(base, "claim.rows", 3),
        "T2.1-more-columns-claimed": edited(base, "claim.columns", 7),
        "T2.1-nothing": none,
        "T2.1-no-rows": no_rows,
        "T2.1-no-columns": no_columns,
        "T2.1-short-cost": edited(base, f"{data}.cost", one),
        "T2.1-short-lower-bounds": edited(base, f"{data}.lower", ["0"]),
        "T2.1-short-upper-bounds": edited(base, f"{data}.upper", ["0"]),
        "T2.1-a-zero-entry": edited(base, f"{data}.columns.0.values", "2 0"),
        "T2.1-more-entries-than-rows": edited(base, f"{data}.columns.0.values", "2 1 1"),
        "T2.1-fewer-entries-than-rows": edited(base, f"{data}.columns.0.values", "2"),
        "T2.1-rows-decrease": edited(base, f"{data}.columns.0.rows", [1, 0]),
        "T2.1-a-row-twice": edited(base, f"{data}.columns.0.rows", [0, 0]),
        "T2.1-no-such-row": edited(base, f"{data}.columns.0.rows", [0, 2]),
        "T2.1-negative-row": edited(base, f"{data}.columns.0.rows", [-1, 1]),
        "T2.1-lower-bound-above": edited(base, f"{data}.lower.5", "1"),
        "T2.1-upper-bound-below-by-a-hair": edited(base, f"{data}.upper.5", "-1*2^-99"),
        "T2.1-negative-relative-radius": edited(base, "claim.within.relative", "-1/1000"),
        "T2.1-negative-absolute-radius": edited(base, "claim.within.absolute", "-1*2^-99"),
        "T2.1-exact-twice": edited(base, "claim.within.exact", [1, 1]),
        "T2.1-exact-decreasing": edited(base, "claim.within.exact", [2, 1]),
        "T2.1-exact-column-that-is-none": edited(base, "claim.within.exact", [1, 6]),
        "T2.1-exact-negative": edited(base, "claim.within.exact", [-1]),
        **{f"T2.1-short-{key.replace('_', '-')}": body for key, body in short.items()},
        "T2.1-long-inverse": edited(base, "witness.inverse.values", "3 -1 -1 2 0"),
        "malformed-trust-program-rows": edited(base, f"{data}.columns.0.rows.0", "0"),
        "malformed-trust-program-columns": edited(base, f"{data}.columns", {}),
        "malformed-trust-program-column": edited(base, f"{data}.columns.0", ["1"]),
        "malformed-trust-program-bound": edited(base, f"{data}.lower.0", 0),
        "malformed-trust-program-over": edited(base, f"{data}.right.over", "0"),
        "malformed-trust-program-over-negative": edited(base, f"{data}.right.over", "-2"),
        "malformed-trust-program-over-a-half": edited(base, f"{data}.right.over", "1/2"),
        "malformed-trust-program-spaces": edited(base, f"{data}.right.values", "19  19"),
        "malformed-trust-program-values": edited(base, f"{data}.right.values", [19, 19]),
        "malformed-trust-program-values-with-a-sign": edited(base, f"{data}.right.values", "+19 19"),
        "malformed-trust-program-values-minus-zero": edited(base, f"{data}.right.values", "-0 19"),
        "malformed-trust-program-radius": edited(base, "claim.within.relative", 0),
        "malformed-trust-program-exact": edited(base, "claim.within.exact", ["0"]),
        "malformed-trust-program-digits-of-over": edited(base, f"{data}.right.over", "9" * 4001),
        "unsupported-trust-program-digits": edited(base, f"{data}.right.values", "9" * 4001 + " 19"),
        "unsupported-trust-program-many-denominators": _many_denominators(base),
        "unsupported-trust-program-work": _large(),
        "unsupported-trust-program-of-another-result": {**base, "result": "M"},
    }


def _many_denominators(base: Certificate) -> Certificate:
    """Columns over pairwise prime numbers of four thousand digits: together they are too long."""
    body = json.loads(json.dumps(base))
    data = body["witness"]["data"]
    data["columns"] = [{"over": str(10**3999 + 2 * j + 1), "rows": [], "values": ""} for j in range(12)]
    data |= {"cost": {"over": "1", "values": " ".join("0" * 12)}, "lower": ["0"] * 12, "upper": ["0"] * 12}
    return edited(body, "claim.columns", 12)


def _large() -> Certificate:
    """Two columns of long numbers, and five hundred empty ones."""
    more, ones = 500, {"over": "1", "values": "1 1"}
    rows = [[*row, *[0] * more] for row in ((1, 0), (0, 1))]
    lp = LP(rows, [1, 1], [0] * (more + 2), [0] * (more + 2), [None] * (more + 2))
    vectors = {"x": ones, "u": ones, "inverse": {"over": "1", "values": "1 0 0 1"}}
    body = trust(lp, "BB" + "L" * more, within(), [TINY] * 2, [TINY] * 2, **vectors)
    return edited(edited(body, "witness.x.values", "9" * 3990 + " 1"), "witness.inverse.over", "7" * 3990)


def _bad_places() -> dict[str, Certificate]:
    base, choice_ = good()["T2-bounds"], good()["T2-choice"]
    ends = trust(replace(CHOICE, lower=[0, None]), "BL", within(), [TINY], [TINY])
    above = trust(CHOICE, "BU", within(), [TINY], [TINY])
    fixed = replace(CHOICE, upper=[None, 0])
    nowhere = trust(replace(CHOICE, lower=[0, None]), "BF", within(), [TINY], [TINY])
    return {
        "T2.1-basis-decreases": edited(base, "claim.basis", [1, 0]),
        "T2.1-basis-with-a-column-twice": edited(base, "claim.basis", [0, 0]),
        "T2.1-basis-of-one": edited(base, "claim.basis", [0]),
        "T2.1-basis-of-one-where-the-second-row-cannot-hold": _one_of_two_rows(),
        "T2.1-basis-of-three": edited(base, "claim.basis", [0, 1, 2]),
        "T2.1-basis-with-no-such-column": edited(base, "claim.basis", [0, 6]),
        "T2.1-basis-with-a-negative-column": edited(base, "claim.basis", [-1, 0]),
        "T2.1-another-basis": edited(base, "claim.basis", [0, 2]),
        "T2.1-places-of-five": edited(base, "claim.places", "BBULF"),
        "T2.1-places-of-seven": edited(base, "claim.places", "BBULFFF"),
        "T2.1-unknown-place": edited(base, "claim.places", "BBUXFF"),
        "T2.1-three-in-the-basis": edited(base, "claim.places", "BBULFB"),
        "T2.1-basic-column-elsewhere": edited(choice_, "claim.places", "LL"),
        "T2.1-fixed-at-its-lower-bound": trust(fixed, "BL", within(), [TINY], [TINY]),
        "T2.1-fixed-at-its-upper-bound": trust(fixed, "BU", within(), [TINY], [TINY]),
        "T2.1-fixed-without-being-so": edited(choice_, "claim.places", "BF"),
        "T2.1-at-no-lower-bound": ends,
        "T2.1-at-no-upper-bound": above,
        "T2.1-fixed-without-bounds": nowhere,
        "malformed-trust-program-places": edited(base, "claim.places", ["B", "B", "U", "L", "F", "F"]),
        "malformed-trust-program-basis": edited(base, "claim.basis", [0, True]),
    }


def _one_of_two_rows() -> Certificate:
    """0 = 5 in the second row, of which a basis, a solution and an inverse for the first alone say nothing."""
    lp = LP([[1, 1], [0, 0]], [1, 5], [1, 2], [0, 0], [None, None])
    ones = {key: {"over": "1", "values": "1"} for key in ("x", "u", "inverse")}
    return trust(lp, "BL", within(), [TINY], [TINY], **ones)


def _negative_dual_widths() -> Certificate:
    """1 - M A_B is small in a weighted norm, 1 - A_B M is not: the inequality of T2.4 holds for widths below 0."""
    lp = LP([[1, 1], [1, -1]], [3, 1], [2, 0], [0, 0], [None, None])
    far = Block.of([Fraction(v, 2) for v in (-3, 5, 1, -1)]).as_json()
    vectors = {"x": Block.of([2, 1]).as_json(), "u": Block.of([1, 1]).as_json(), "inverse": far}
    return trust(lp, "BB", within(), [1, Fraction(1, 8)], [-1, -1], **vectors)


def _bad_sides() -> dict[str, Certificate]:
    none, box, ninths = within(), within(TENTH), Fraction(2, 9)
    base = good()["T2-bounds"]
    near, far = [HALF], [-HALF]
    flat = LP([[1, 1], [0, 0]], [1, 0], [1, 1], [0, 0], [None, None])
    loose = {"x": {"over": "4", "values": "2 2"}, "u": {"over": "1", "values": "1 0"},
             "inverse": {"over": "1", "values": "1 0 0 1"}}  # fmt: skip
    zero = {key: {"over": "1", "values": value} for key, value in (("x", "1"), ("u", "1"), ("inverse", "0"))}
    three = {key: {"over": "1", "values": value} for key, value in (("x", "1"), ("u", "1"), ("inverse", "3"))}
    return {
        "T2.2-exactly-the-width": choice(box, ninths, ninths + TINY),
        "T2.2-exactly-the-width-of-halves": trust(HALVES, "BL", within(0, TENTH, [1]), [HALF], [1]),
        "T2.4-exactly-the-width-of-halves": trust(HALVES, "BL", within(0, TENTH, [1]), [HALF + TINY], [HALF]),
        "T2.4-dual-widths-negative-where-the-inverse-is-off": _negative_dual_widths(),
        "T2.2-width-zero": choice(none, 0, TINY),
        "T2.2-width-negative": choice(none, -1, TINY),
        "T2.2-width-negative-where-the-inverse-is-off": trust(ENDS, "B", none, far, near, **three),
        "T2.2-no-inverse": trust(ENDS, "B", none, near, near, **zero),
        "T2.2-solution-off": edited(base, "witness.x.values", "3 3"),
        "T2.2-dependent-columns": trust(flat, "BB", none, [QUARTER] * 2, [QUARTER] * 2, **loose),
        "T2.3-at-the-lower-bound": choice(box, QUARTER, ninths + TINY, replace(CHOICE, lower=["3/4", 0])),
        "T2.3-at-the-upper-bound": choice(box, QUARTER, ninths + TINY, replace(CHOICE, upper=["5/4", None])),
        "T2.3-at-the-upper-bound-from-three-quarters": choice(
            none, QUARTER, TINY, replace(CHOICE, right=["3/4"], upper=[1, None])
        ),
        "T2.3-at-the-lower-bound-from-three-quarters": choice(
            none, QUARTER, TINY, replace(CHOICE, right=["3/4"], lower=[HALF, 0])
        ),
        "T2.3-degenerate": choice(none, TINY, TINY, replace(CHOICE, lower=[1, 0])),
        "T2.3-degenerate-above": choice(none, TINY, TINY, replace(CHOICE, upper=[1, None])),
        "T2.3-infeasible": choice(none, TINY, TINY, replace(CHOICE, lower=[2, 0])),
        "T2.4-exactly-the-width": choice(box, ninths + TINY, ninths),
        "T2.4-width-zero": choice(none, TINY, 0),
        "T2.4-width-negative": choice(none, TINY, -1),
        "T2.4-dual-vector-off": edited(base, "witness.u.values", "1 1"),
        "T2.5-exactly-the-reduced-cost": choice(box, QUARTER, QUARTER),
        "T2.5-another-is-cheaper": choice(none, TINY, TINY, replace(CHOICE, cost=[1, HALF])),
        "T2.5-as-cheap": choice(none, TINY, TINY, TIE),
        "T2.5-dearer-at-the-upper-bound": trust(replace(SWITCH, cost=[1, 2]), "BU", none, [TINY], [TINY]),
    }


def _bad_ties() -> dict[str, Certificate]:
    base = good()["T3-program-two-rows"]
    cost = good()["T3-program-cost"]
    same = edited(edited(cost, "claim.bases.1", [0]), "claim.places.1", "BL")
    same = edited(same, "witness.answers.1", same["witness"]["answers"][0])
    first = "witness.answers.0"
    centre = edited(edited(good()["T3-program-centre"], "claim.bases.1", [0]), "claim.places.1", "BL")
    near = answer(CHOICE, within(HALF), "BL", QUARTER, corner(["", ""], "", "+-"))
    centre = edited(centre, "witness.answers.1", near)
    return {
        "T3.1-program-other-data": edited(base, "witness.data.right.values", "1 3", pin=False),
        "T3.1-program-more-rows-claimed": edited(base, "claim.rows", 3),
        "T3.1-program-negative-radius": edited(base, "claim.within.relative", "-1"),
        "T3.1-program-exact-column-that-is-none": edited(base, "claim.within.exact", [4]),
        "T3.1-program-one-answer": edited(base, "witness.answers", base["witness"]["answers"][:1]),
        "T3.1-program-three-answers": edited(base, "witness.answers", base["witness"]["answers"] * 2),
        "T3.1-program-one-basis": edited(base, "claim.bases", [[0, 2]]),
        "T3.1-program-one-list-of-places": edited(base, "claim.places", ["BLBL"]),
        "T3.1-program-step-beyond-the-corner": edited(base, f"{first}.step", "1125899906842625*2^-50"),
        "T3.1-program-negative-step": edited(base, f"{first}.step", "-1*2^-50"),
        "T3.1-program-signs-of-three-columns": edited(base, f"{first}.corner.columns", ["", "--", ""]),
        "T3.1-program-signs-of-five-columns": edited(base, f"{first}.corner.columns", ["", "--", "", "+", ""]),
        "T3.1-program-one-sign-of-two": edited(base, f"{first}.corner.columns.1", "-"),
        "T3.1-program-a-sign-of-a-zero": edited(base, f"{first}.corner.columns.0", "0+"),
        "T3.1-program-too-few-signs-of-the-right-side": edited(base, f"{first}.corner.right", "+"),
        "T3.1-program-too-many-signs-of-the-cost": edited(base, f"{first}.corner.cost", "0+-++"),
        "T3.1-program-no-sign": edited(base, f"{first}.corner.right", "0x"),
        "T3.2-program-nearer-than-the-corner": edited(good()["T3-program-centre"], "witness.answers.1.step", "1/3"),
        "T3.2-program-the-other-way": edited(cost, f"{first}.corner.cost", "+-"),
        "T3.2-program-no-move": edited(cost, f"{first}.step", "0"),
        "T3.2-program-signs-of-an-exact-column": edited(base, "claim.within.exact", [0, 2, 3]),
        "T3.2-program-a-basis-of-one": edited(base, "claim.bases.0", [0]),
        "T3.2-program-places-of-another": edited(base, "claim.places.0", "LBLB"),
        "T3.2-program-width-zero": edited(base, f"{first}.width.values", "0 1"),
        "T3.2-program-short-x": edited(base, f"{first}.x.values", "1"),
        "T3.3-program-the-same-twice": same,
        "T3.3-program-the-same-at-two-data": centre,
        "malformed-two-programs-without-a-problem": edited(base, "claim", {}, pin=False),
        "malformed-two-programs-list": edited(base, "claim", [], pin=False),
        "malformed-two-programs-problem": edited(base, "claim.problem", "P1"),
        "malformed-two-programs-problem-list": edited(base, "claim.problem", ["LP"]),
        "malformed-two-programs-corner": edited(base, f"{first}.corner", None),
        "malformed-two-programs-signs": edited(base, f"{first}.corner.right", ["+"]),
        "malformed-two-programs-step": edited(base, f"{first}.step", 1),
        "malformed-two-programs-answer": edited(base, first, {}),
        "malformed-two-programs-bases": edited(base, "claim.bases", "BB"),
        "unsupported-two-programs-of-another-result": {**base, "result": "T2"},
    }
