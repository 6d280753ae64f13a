"""Certificates of T0: one minimiser, several, none, for linear programs and for the LASSO and its like."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from constructions.blocks import Block
from constructions.certificates import envelope, sha256
from tests.certificates.editing import Certificate, edited
from tests.certificates.programs import BOUNDS, CHOICE, LP, TIE, TINY, Number
from theory.exact import rational, write_rational


def block(values: Sequence[Number] | None) -> dict[str, str] | None:
    return None if values is None else Block.of(values).as_json()


@dataclass(frozen=True)
class Lasso:
    """min sum 2 t_j |x_j| + sum mu_j x_j^2 + sum v_a (Ax - y)_a^2, for the rows of A."""

    rows: Sequence[Sequence[Number]]
    y: Sequence[Number]
    thresholds: Sequence[Number]
    ridge: Sequence[Number] | None = None
    weights: Sequence[Number] | None = None

    def data(self) -> dict[str, Any]:
        """What a certificate holds."""
        columns = [block(column) for column in zip(*self.rows, strict=True)]
        return {"columns": columns, "y": block(self.y), "row_weights": block(self.weights)}

    def penalties(self) -> dict[str, list[str]]:
        """What a claim holds."""
        ridge = self.ridge or [0] * len(self.thresholds)
        return {
            key: [write_rational(rational(v)) for v in values]
            for key, values in (("thresholds", self.thresholds), ("ridge", ridge))
        }


def solution(
    problem: LP | Lasso,
    outcome: str,
    x: Sequence[Number] | None = None,
    u: Sequence[Number] | None = None,
    other: Sequence[Number] | None = None,
    support: Sequence[int] | None = None,
    rows: Sequence[int] = (),
    modulus: int = 2,
    push: Sequence[Number] | None = None,
) -> Certificate:
    """A certificate of T0."""
    data = problem.data()
    claim = {
        "problem": "LP" if isinstance(problem, LP) else "LASSO",
        "data_sha256": sha256(data),
        "rows": len(problem.rows),
        "columns": len(problem.rows[0]),
        "outcome": outcome,
        "support": None if support is None else list(support),
    }
    if isinstance(problem, Lasso):
        claim |= problem.penalties()
    vectors = {"x": block(x), "u": block(u), "other": block(other), "push": block(push)}
    return envelope("solution", "T0", claim, {"data": data, **vectors, "rows": list(rows), "modulus": modulus}, None)


HALF, SMALL = Fraction(1, 2), Fraction(1, 3**300)
CORNER = LP([[1, 1], [1, 2]], [1, 1], [1, 1], [0, 0], [None, None])
"""Its only feasible point is (1, 0), which is degenerate."""
TWINS = Lasso([[1, 1], [0, 0]], [2, 0], [1, 1])
"""Two columns that are alike."""
KINK = Lasso([[1, 1, 1], [0, 1, -1]], [2, 1], [1, 1, 1])
"""Its minimiser (0, 1, 0) has the correlation 1 with a column off its support, which a push moves away."""


def good() -> dict[str, Certificate]:
    """Certificates that must be accepted, by name."""
    return {**_good_programs(), **_good_lassos()}


def _good_programs() -> dict[str, Certificate]:
    box = LP([[1, 2, 1]], [4], [-1, 1, 5], [0, "-1/2", 3], [2, 7, 3])
    return {
        "T0-LP-one": solution(CHOICE, "one", [1, 0], [1], support=[0], rows=[0]),
        "T0-LP-degenerate": solution(CORNER, "one", [1, 0], [1, 0], support=[0], rows=[1, 0], modulus=101),
        "T0-LP-bounds": solution(
            BOUNDS, "one", [2, 3, 1, -1, "1/2", 0], [1, -1], support=[0, 1], rows=[0, 1], modulus=7
        ),
        "T0-LP-all-at-bounds": solution(box, "one", [2, "-1/2", 3], [0], support=[]),
        "T0-LP-all-at-bounds-by-a-dual-vector": solution(box, "one", [2, "-1/2", 3], ["-1/4"], support=[]),
        "T0-LP-all-fixed": solution(
            LP([[1, 1]], [3], [0, 1], [1, 2], [1, 2]), "one", [1, 2], [7], support=[]
        ),
        "T0-LP-free": solution(LP([[3]], [1], [2], [None], [None]), "one", ["1/3"], ["2/3"], support=[0], rows=[0]),
        "T0-LP-above-alone": solution(LP([[1]], [1], [1], [None], [1]), "one", [1], [1], support=[], rows=[0]),
        "T0-LP-long": solution(
            LP([[1, 1]], [1], [1, 2], [0, f"1/{10**3000}"], [None, None]),
            "one", [f"{10**3000 - 1}/{10**3000}", f"1/{10**3000}"], [1], support=[0], rows=[0],
        ),
        "T0-LP-several": solution(TIE, "several", [1, 0], [1], ["1/2", "1/2"]),
        "T0-LP-several-by-a-hair": solution(TIE, "several", [1, 0], [1], [1 - TINY, TINY]),
        "T0-LP-infeasible": solution(LP([[1, 1]], [-1], [1, 1], [0, 0], [None, None]), "infeasible", u=[-1]),
        "T0-LP-infeasible-by-a-hair": solution(
            LP([[1, -2], [0, 1]], [4 + TINY, -1], [0, 0], [None, -1], [2, None]), "infeasible", u=["1/3", 0]
        ),
        "T0-LP-infeasible-whatever-A-is": solution(LP([[1]], [1], [0], [0], [0]), "infeasible", u=[1]),
        "T0-LP-infeasible-between-bounds": solution(LP([[1]], [2], [0], [0], [1]), "infeasible", u=[1]),
        "T0-LP-infeasible-beyond-a-third": solution(
            LP([[1]], [TINY + Fraction(1, 3)], [0], [0], ["1/3"]), "infeasible", u=[1]
        ),
        "T0-LP-many-columns-that-may-move": _identity(257),
        "T0-LP-many-columns-infeasible": solution(
            LP([[1] * 300], [301], [0] * 300, [0] * 300, [1] * 300), "infeasible", u=[1]
        ),
        "T0-LP-infeasible-beside-a-free-column": solution(
            LP([[1, 0], [0, 1]], [2, 5], [0, 0], [0, None], [1, None]), "infeasible", u=[1, 0]
        ),
        "T0-LP-several-that-decrease": solution(
            LP([[1, -1]], [0], [0, 0], [0, 0], [None, None]), "several", [1, 1], [0], [0, 0]
        ),
        **{
            f"T0-LP-at-the-{end}-bound-at-cost-{name}": solution(
                LP([[1]], [value], [cost], [0], [1]), "one", [value], [dual], support=[]
            )
            for name, cost in (("0", 0), ("1", 1), ("minus-1", -1))
            for end, value, dual in (("lower", 0, -2), ("upper", 1, 2))
        },
        "T0-LP-infeasible-at-a-point": solution(LP([[1]], [2], [0], [1], [1]), "infeasible", u=["1/2"]),
        "T0-LP-unbounded": solution(
            LP([[1, -1, 1]], [1], [-1, 0, 1], [0, 0, 0], [None, None, 3]), "unbounded", [1, 0, 0], other=[1, 1, 0]
        ),
        "T0-LP-unbounded-below": solution(
            LP([[1, -1]], [1], [1, 0], [None, None], [1, 1]), "unbounded", ["1/2", "-1/2"], other=["-1/7", "-1/7"]
        ),
        "T0-LP-long-dual-vector": solution(
            LP([[1, 1], [1, 2]], [1, 1], [1, 1], [0, 0], [None, None]), "one", [1, 0], [1 + SMALL, -SMALL],
            support=[0], rows=[0],
        ),
        "T0-LP-long-cost": solution(
            LP([[1, 1, 0], [1, 2, 1]], [1, 1], [1, 1, SMALL], [0] * 3, [None] * 3), "one", [1, 0, 0], [1, 0],
            support=[0], rows=[0, 1], modulus=7,
        ),
        "T0-LP-long-bound": solution(
            LP([[1, 1]], [1], [1, 1], [SMALL, SMALL], [None, None]), "several", [HALF, HALF], [1], [SMALL, 1 - SMALL]
        ),
        "T0-LP-long-determinant": solution(
            LP([[1]], [f"{10**3999}"], [0], [None], [None]), "one", [f"{10**3999}"], [0], support=[0], rows=[0]
        ),
    }  # fmt: skip


def _identity(size: int) -> Certificate:
    """A program whose matrix is the identity: all columns may move, and do not."""
    rows = [[int(i == j) for j in range(size)] for i in range(size)]
    lp = LP(rows, [1] * size, [0] * size, [0] * size, [None] * size)
    return solution(lp, "one", [1] * size, [0] * size, support=range(size), rows=range(size))


def _good_lassos() -> dict[str, Certificate]:
    unit = [[1, 0], [0, 1]]
    return {
        "T0-LASSO-one": solution(Lasso([[2]], [2], [1]), "one", ["3/4"], support=[0], rows=[0], modulus=3),
        "T0-LASSO-zero": solution(Lasso([[2]], [2], [5]), "one", [0], support=[]),
        "T0-LASSO-signs": solution(
            Lasso(unit, [3, -3], [1, 2]), "one", [2, -1], support=[0, 1], rows=[1, 0], modulus=101
        ),
        "T0-LASSO-at-a-kink": solution(Lasso([[1]], [1], [1]), "one", [0], support=[], rows=[0]),
        "T0-LASSO-at-a-kink-below": solution(Lasso([[1]], [-1], [1]), "one", [0], support=[], rows=[0]),
        "T0-LASSO-pushed-at-a-kink": solution(Lasso([[1]], [1], [1]), "one", [0], support=[], push=[-1]),
        "T0-LASSO-pushed-at-a-kink-below": solution(Lasso([[1]], [-1], [1]), "one", [0], support=[], push=[1]),
        "T0-LASSO-pushed": solution(
            KINK, "one", [0, 1, 0], support=[1], rows=[1], push=["-1", "1"], modulus=5
        ),
        "T0-LASSO-elastic": solution(Lasso([[1, 1]], [3], [1, 1], ["1/2", "1/2"]), "one", ["4/5"] * 2, support=[0, 1]),
        "T0-LASSO-one-ridge": solution(
            Lasso([[1, 1]], [3], [1, 1], [0, 1]), "one", [2, 0], support=[0], rows=[0]
        ),
        "T0-LASSO-intercept": solution(
            Lasso([[1, 1], [-1, 1]], [3, 1], [1, 0]), "one", ["1/2", 2], support=[0, 1], rows=[0, 1], modulus=3
        ),
        "T0-LASSO-weights": solution(
            Lasso([[1, 0], [1, 1], [0, 1]], [3, 9, 2], [1, 1], None, ["1/2", 0, 2]),
            "one", [1, "3/2"], support=[0, 1], rows=[0, 2],
        ),
        "T0-LASSO-push-where-nothing-weighs": solution(
            Lasso([[1], [1]], [1, 5], [1], None, [1, 0]), "one", [0], support=[], push=[-1, 9]
        ),
        "T0-LASSO-penalties": solution(
            Lasso([[2, 1], [1, "1/3"]], ["3/2", "1/5"], ["1/7", "9/2"], ["1/11", 0], ["2/3", "5/4"]),
            "one", lasso_entry(), support=[0],
        ),
        "T0-LASSO-long-y": solution(
            Lasso(unit, [3 + SMALL, -3], [1, 2]), "one", [2 + SMALL, -1], support=[0, 1], rows=[0, 1]
        ),
        "T0-LASSO-long-threshold": solution(
            Lasso(unit, [3, -3], [1 - SMALL, 2]), "one", [2 + SMALL, -1], support=[0, 1], rows=[0, 1]
        ),
        "T0-LASSO-long-weight": solution(
            Lasso(unit, [3, 3], [0, 6], None, [SMALL, 2]), "one", [3, 0], support=[0], rows=[0, 1]
        ),
        "T0-LASSO-long-push": solution(
            KINK, "one", [0, 1, 0], support=[1], rows=[1], push=[-SMALL, SMALL], modulus=5
        ),
        "T0-LASSO-long-column": solution(
            Lasso([[1, SMALL], [0, 1]], [3, 0], [1, 1]), "one", [2, 0], support=[0], rows=[0]
        ),
        "T0-LASSO-nothing-to-fit": solution(Lasso([[1]], [0], [1]), "one", [0], support=[]),
        "T0-LASSO-nothing-that-weighs-to-fit": solution(
            Lasso([[1], [2]], [0, 3], [0], [1], [1, 0]), "one", [0], support=[]
        ),
        "T0-LASSO-nothing-to-fit-without-penalty": solution(
            Lasso([[1]], [0], [0]), "one", [0], support=[], rows=[0]
        ),
        "T0-LASSO-many-rows-pushed": solution(
            Lasso([[1]] * 300, [1] + [0] * 299, [1]), "one", [0], support=[], push=[-1] + [0] * 299
        ),
        "T0-LASSO-many-columns": solution(Lasso([[1] * 300], [1], [2] * 300), "one", [0] * 300, support=[]),
        "T0-LASSO-several": solution(TWINS, "several", [1, 0], other=["1/2", "1/2"]),
        "T0-LASSO-several-by-a-hair": solution(TWINS, "several", [1, 0], other=[1 - TINY, TINY]),
        "T0-LASSO-several-least-squares": solution(Lasso([[1, 1]], [1], [0, 0]), "several", [1, 0], other=[3, -2]),
        "T0-LASSO-several-as-nothing-weighs": solution(
            Lasso([[1], [1]], [1, 2], [0], None, [0, 0]), "several", [1], other=[2]
        ),
        "T0-LASSO-several-as-little-weighs": solution(
            Lasso([[1, 0], [0, 1]], [1, 2], [0, 0], None, [1, 0]), "several", [1, 0], other=[1, 2]
        ),
        "T0-LASSO-several-with-rows-enough": solution(
            Lasso([[1, 1], [1, 1]], [1, 1], [0, 0]), "several", [1, 0], other=[0, 1]
        ),
    }  # fmt: skip


def bad() -> dict[str, Certificate]:
    """Certificates that must not be accepted, by name."""
    return {**_bad_shapes(), **_bad_programs(), **_bad_lassos()}


def _bad_shapes() -> dict[str, Certificate]:
    lp, lasso = good()["T0-LP-bounds"], good()["T0-LASSO-pushed"]
    several, twins = good()["T0-LP-several"], good()["T0-LASSO-several"]
    none, free = good()["T0-LP-infeasible"], good()["T0-LP-unbounded"]
    one = {"over": "1", "values": "1"}
    return {
        "T0.1-other-data": edited(lp, "witness.data.right.values", "19 20", pin=False),
        "T0.1-other-data-of-a-lasso": edited(lasso, "witness.data.y.values", "2 2", pin=False),
        "T0.1-more-rows-claimed": edited(lp, "claim.rows", 3),
        "T0.1-more-rows-claimed-of-a-lasso": edited(lasso, "claim.rows", 3),
        "T0.1-more-columns-claimed-of-a-lasso": edited(lasso, "claim.columns", 4),
        "T0.1-lower-bound-above": edited(lp, "witness.data.lower.5", "1"),
        "T0.1-no-dual-vector": edited(lp, "witness.u", None),
        "T0.1-no-x": edited(lp, "witness.x", None),
        "T0.1-another-minimiser-of-one": edited(lp, "witness.other", lp["witness"]["x"]),
        "T0.1-no-other-minimiser": edited(several, "witness.other", None),
        "T0.1-several-without-a-dual-vector": edited(several, "witness.u", None),
        "T0.1-infeasible-with-a-point": edited(none, "witness.x", {"over": "1", "values": "1 0"}),
        "T0.1-infeasible-with-a-ray": edited(none, "witness.other", {"over": "1", "values": "1 0"}),
        "T0.1-unbounded-with-a-dual-vector": edited(free, "witness.u", one),
        "T0.1-unbounded-without-a-ray": edited(free, "witness.other", None),
        "T0.1-dual-vector-of-a-lasso": edited(lasso, "witness.u", {"over": "1", "values": "1 1"}),
        "T0.1-other-minimiser-of-one-of-a-lasso": edited(lasso, "witness.other", lasso["witness"]["x"]),
        "T0.1-several-of-a-lasso-without-another": edited(twins, "witness.other", None),
        "T0.1-rows-for-several": edited(several, "witness.rows", [0]),
        "T0.1-modulus-for-several": edited(several, "witness.modulus", 3),
        "T0.1-rows-for-none": edited(none, "witness.rows", [0]),
        "T0.1-modulus-for-none": edited(none, "witness.modulus", 1),
        "T0.1-push-of-a-program": edited(lp, "witness.push", {"over": "1", "values": "0 0"}),
        "T0.1-push-of-several": edited(twins, "witness.push", {"over": "1", "values": "0 0"}),
        "T0.1-support-of-several": edited(several, "claim.support", []),
        "T0.1-support-of-none": edited(none, "claim.support", [0]),
        "T0.1-short-x": edited(lp, "witness.x", one),
        "T0.1-long-x": edited(lp, "witness.x.values", "4 6 2 -2 1 0 0"),
        "T0.1-short-dual-vector": edited(lp, "witness.u", one),
        "T0.1-short-other": edited(several, "witness.other", one),
        "T0.1-long-ray": edited(free, "witness.other.values", "1 1 0 0"),
        "T0.1-short-x-of-a-lasso": edited(lasso, "witness.x", one),
        "T0.1-short-push": edited(lasso, "witness.push", one),
        "T0.1-long-push": edited(lasso, "witness.push.values", "-1 1 1"),
        "T0.1-empty-push": edited(lasso, "witness.push.values", ""),
        "T0.1-long-thresholds": edited(lasso, "claim.thresholds", ["1"] * 4),
        "T0.1-short-thresholds-and-ridge": edited(edited(lasso, "claim.thresholds", ["1"]), "claim.ridge", ["0"]),
        "T0.1-long-thresholds-and-ridge": edited(
            edited(lasso, "claim.thresholds", ["1"] * 4), "claim.ridge", ["0"] * 4
        ),
        "T0.1-short-thresholds": edited(lasso, "claim.thresholds", ["1"]),
        "T0.1-long-ridge": edited(lasso, "claim.ridge", ["0"] * 4),
        "T0.1-negative-threshold": edited(lasso, "claim.thresholds.0", "-1*2^-99"),
        "T0.1-negative-ridge": edited(lasso, "claim.ridge.2", "-1*2^-99"),
        "T0.1-negative-weight": edited(lasso, "witness.data.row_weights", {"over": "1", "values": "1 -1"}),
        "malformed-solution-problem": edited(lp, "claim.problem", "P1"),
        "malformed-solution-outcome": edited(lp, "claim.outcome", "two"),
        "malformed-solution-infeasible-lasso": edited(lasso, "claim.outcome", "infeasible"),
        "malformed-solution-problem-list": edited(lp, "claim.problem", ["LP"]),
        "malformed-solution-claim": edited(lp, "claim", ["LP"], pin=False),
        "malformed-solution-thresholds-of-a-program": edited(lp, "claim.thresholds", ["1"] * 6),
        "malformed-solution-support": edited(lp, "claim.support", "0"),
        "malformed-solution-row": edited(lp, "witness.rows.0", "0"),
        "malformed-solution-modulus": edited(lp, "witness.modulus", "7"),
        "malformed-solution-x": edited(lp, "witness.x", ["1"]),
        "malformed-solution-push": edited(lasso, "witness.push", 0),
        "malformed-solution-over-of-x": edited(lp, "witness.x.over", "9" * 20_001),
        "unsupported-solution-digits": edited(lp, "witness.x.values", "9" * 20_001 + " 6 2 -2 1 0"),
        "unsupported-solution-work": _large(),
        "unsupported-solution-work-of-a-lasso": _large_lasso(),
        "unsupported-solution-elimination": edited(lp, "witness.rows", [0] * 800),
        "unsupported-solution-of-another-result": {**lp, "result": "T1"},
    }


def _large() -> Certificate:
    """A row of many entries, and a point with a long one."""
    size = 2000
    x = {"over": "1", "values": " ".join(["9" * 20_000] + ["0"] * (size - 1))}
    lp = LP([[10**3500] + [1] * (size - 1)], [1], [0] * size, [None] * size, [None] * size)
    return edited(solution(lp, "one", [0] * size, [0], support=[]), "witness.x", x)


def _large_lasso() -> Certificate:
    """Few numbers of few digits, and a few long ones."""
    size = 60
    rows: list[list[Number]] = [[0] + [1] * (size - 1) for _ in range(size)]
    rows[0][0] = f"1/{7**4000}"
    x = {"over": "1", "values": " ".join(["9" * 20_000] + ["0"] * (size - 1))}
    return edited(solution(Lasso(rows, [1] * size, [1] * size), "one", [0] * size, support=[]), "witness.x", x)


def _bad_programs() -> dict[str, Certificate]:
    lp, one, several = (good()[f"T0-LP-{name}"] for name in ("bounds", "one", "several"))
    free, below = good()["T0-LP-unbounded"], good()["T0-LP-unbounded-below"]
    none, hair, between = (good()[f"T0-LP-infeasible{name}"] for name in ("", "-by-a-hair", "-between-bounds"))
    corner = good()["T0-LP-degenerate"]
    exactly = LP([[1, -2], [0, 1]], [4, -1], [0, 0], [None, -1], [2, None])
    tie = solution(TIE, "one", [1, 0], [1], support=[0], rows=[0])
    twice = LP([[1, 1], [2, 2]], [1, 2], [1, 1], [0, 0], [None, None])
    still = "witness.other.values"
    return {
        "T0.2-not-on-the-rows": edited(lp, "witness.x.values", "4 6 2 -2 1 1"),
        "T0.2-below-a-bound": edited(one, "witness.x.values", "2 -1"),
        "T0.2-above-a-bound": edited(one, "witness.data.upper.0", "1023/1024"),
        "T0.2-below-a-bound-by-a-hair": edited(one, "witness.data.lower.0", "1125899906842625*2^-50"),
        "T0.2-of-several": edited(several, "witness.x.values", "1 1"),
        "T0.2-of-unbounded": edited(free, "witness.x.values", "1 0 1"),
        "T0.2-of-unbounded-outside": edited(free, "witness.x.values", "0 -1 0"),
        "T0.3-cheaper-above": edited(one, "witness.u.values", "2"),
        "T0.3-dearer-below": edited(lp, "witness.u.values", "2 -1"),
        "T0.3-cheaper-where-nothing-bounds": edited(good()["T0-LP-free"], "witness.u.values", "3"),
        "T0.3-dearer-where-nothing-bounds": edited(good()["T0-LP-free"], "witness.u.values", "1"),
        "T0.3-of-several": edited(several, "witness.u.values", "2"),
        "T0.4-more-in-the-support": edited(lp, "claim.support", [0, 1, 2]),
        "T0.4-less-in-the-support": edited(lp, "claim.support", [0]),
        "T0.4-no-support": edited(lp, "claim.support", []),
        "T0.4-support-at-a-bound": edited(corner, "claim.support", [0, 1]),
        "T0.4-tie": tie,
        "T0.4-tie-with-two-rows": edited(tie, "witness.rows", [0, 0]),
        "T0.4-no-such-row": edited(one, "witness.rows", [1]),
        "T0.4-negative-row": edited(one, "witness.rows", [-1]),
        "T0.4-no-rows": edited(one, "witness.rows", []),
        "T0.4-too-many-rows": edited(corner, "witness.rows", [0, 1, 0]),
        "T0.4-more-rows-than-columns": solution(
            LP([[1, 0], [0, 1]], [1, 0], [0, 1], [0, 0], [None, None]), "one", [1, 0], [0, 0], support=[0], rows=[0, 1]
        ),
        "T0.4-one-row-twice": edited(corner, "witness.rows", [0, 0]),
        "T0.4-modulus-one": edited(one, "witness.modulus", 1),
        "T0.4-modulus-zero": edited(one, "witness.modulus", 0),
        "T0.4-modulus-negative": edited(one, "witness.modulus", -7),
        "T0.4-modulus-one-and-no-rows": edited(good()["T0-LP-all-at-bounds"], "witness.modulus", 1),
        "T0.4-dependent-columns": solution(twice, "one", [1, 0], [1, 0], support=[0], rows=[0, 1], modulus=101),
        "T0.4-column-of-zeros": solution(
            LP([[0]], [0], [0], [0], [None]), "one", [0], [0], support=[], rows=[0]
        ),
        "T0.4-pivot-no-unit": solution(
            LP([[9, 1], [1, 1]], [9, 1], [0, 0], [0, 0], [None, None]), "one", [1, 0], [0, 0],
            support=[0], rows=[0, 1], modulus=8,
        ),
        "T0.4-minor-divisible-by-the-modulus": edited(lp, "witness.modulus", 5),
        "T0.4-the-same-minimiser": edited(several, "witness.other", {"over": "3", "values": "3 0"}),
        "T0.4-the-other-not-on-the-rows": edited(several, still, "1 2"),
        "T0.4-the-other-below-a-bound": edited(several, "witness.other", {"over": "1", "values": "2 -1"}),
        "T0.4-the-other-is-dearer": solution(CHOICE, "several", [1, 0], [1], [0, 1]),
        "T0.4-ray-off-the-rows": edited(free, still, "1 0 0"),
        "T0.4-ray-below-a-bound": edited(free, still, "-1 -1 0"),
        "T0.4-ray-above-a-bound": edited(edited(free, "witness.data.upper.0", "9"), still, "1 1 0"),
        "T0.4-ray-to-a-bound-alone": edited(free, still, "0 1 1"),
        "T0.4-ray-above-bounds-alone": edited(below, still, "1 1"),
        "T0.4-ray-that-costs-nothing": edited(edited(free, "witness.data.cost.values", "-1 1 0"), still, "1 1 0"),
        "T0.4-ray-that-costs-more": edited(edited(free, "witness.data.cost.values", "-1 2 0"), still, "1 1 0"),
        "T0.4-no-ray": edited(free, still, "0 0 0"),
        "T0.4-feasible": solution(exactly, "infeasible", u=["1/3", 0]),
        "T0.4-excludes-nothing": edited(none, "witness.u.values", "0"),
        "T0.4-the-other-side": edited(none, "witness.u.values", "1"),
        "T0.4-uses-a-column-without-an-upper-bound": edited(between, "witness.data.upper.0", None),
        "T0.4-uses-a-column-without-a-lower-bound": edited(hair, "witness.data.lower.1", None),
        "T0.4-at-a-bound-of-two-thirds": solution(LP([[1]], ["2/3"], [0], [0], ["2/3"]), "infeasible", u=[1]),
        "T0.4-the-same-minimiser-over-two": edited(
            edited(several, "witness.x", {"over": "3", "values": "3 0"}), "witness.other.values", "2 0"
        ),
        "T0.4-the-same-large-minimiser": solution(
            LP([[1, 1]], [1000], [1, 1], [0, 0], [None, None]), "several", [999, 1], [1], [999, 1]
        ),
        "T0.4-between-the-bounds": solution(LP([[1]], ["1/2"], [0], [0], [1]), "infeasible", u=[1]),
        "T0.4-at-a-bound-of-a-thousand": solution(LP([[1]], [1000], [0], [0], [1000]), "infeasible", u=[1]),
        "T0.4-at-the-bound": edited(between, "witness.data.upper.0", "2"),
    }  # fmt: skip


def _bad_lassos() -> dict[str, Certificate]:
    one, kink, pushed, several = (good()[f"T0-LASSO-{n}"] for n in ("one", "at-a-kink", "pushed", "several"))
    ridge, signs = (good()[f"T0-LASSO-{n}"] for n in ("one-ridge", "signs"))
    stay = edited(pushed, "witness.push.values", "0 0")
    flat = Lasso([[1, 0]], [1], [1, 0])
    weights = good()["T0-LASSO-weights"]
    least = Lasso([[1, -1], [0, 0]], [1, 0], [0, 0])
    return {
        "T0.3-correlation-too-large": edited(good()["T0-LASSO-zero"], "claim.thresholds.0", "3"),
        "T0.3-correlation-too-large-by-a-hair": edited(kink, "claim.thresholds.0", "1125899906842623*2^-50"),
        "T0.3-correlation-too-large-below": edited(
            good()["T0-LASSO-at-a-kink-below"], "claim.thresholds.0", "1125899906842623*2^-50"
        ),
        "T0.3-correlation-too-small": edited(one, "claim.thresholds.0", "1125899906842625*2^-50"),
        "T0.3-correlation-too-small-below": edited(signs, "claim.thresholds.1", "9/4"),
        "T0.3-correlation-of-the-other-sign": edited(
            edited(one, "witness.x.values", "-3"), "witness.data.y.values", "-1"
        ),
        "T0.3-another-ridge": edited(ridge, "claim.ridge.0", "1/2"),
        "T0.3-other-weights": edited(weights, "witness.data.row_weights.values", "1 1 4"),
        "T0.3-no-weights": edited(weights, "witness.data.row_weights", None),
        "T0.3-of-several": edited(several, "witness.x.values", "2 0"),
        "T0.4-another-support": edited(one, "claim.support", []),
        "T0.4-support-of-zeros": edited(kink, "claim.support", [0]),
        "T0.4-no-row-for-a-kink": edited(kink, "witness.rows", []),
        "T0.4-row-that-does-not-weigh": edited(weights, "witness.rows", [0, 1]),
        "T0.4-no-such-row-of-a-lasso": edited(one, "witness.rows", [1]),
        "T0.4-twins": solution(TWINS, "one", [1, 0], support=[0], rows=[0, 1], modulus=101),
        "T0.4-twins-that-are-pushed": solution(
            TWINS, "one", [1, 0], support=[0], rows=[0], push=[-1, 0]
        ),
        "T0.4-push-to-the-other-side": edited(pushed, "witness.push.values", "1 -1"),
        "T0.4-push-that-does-not": stay,
        "T0.4-push-to-the-other-side-at-a-kink": edited(
            good()["T0-LASSO-pushed-at-a-kink"], "witness.push.values", "1"
        ),
        "T0.4-push-to-the-other-side-at-a-kink-below": edited(
            good()["T0-LASSO-pushed-at-a-kink-below"], "witness.push.values", "-1"
        ),
        "T0.4-push-of-the-support": edited(
            edited(one, "witness.push", {"over": "1", "values": "-1"}), "witness.rows", []
        ),
        "T0.4-push-without-a-threshold": solution(
            Lasso([[1], [0]], [0, 1], [0]), "one", [0], support=[], push=[1, 0]
        ),
        "T0.4-push-without-a-threshold-below": solution(
            Lasso([[1], [0]], [0, 1], [0]), "one", [0], support=[], push=[-1, 0]
        ),
        "T0.4-push-where-nothing-weighs-alone": edited(
            good()["T0-LASSO-push-where-nothing-weighs"], "witness.push.values", "0 9"
        ),
        "T0.4-column-of-zeros-without-a-threshold": solution(
            flat, "one", [0, 0], support=[], rows=[0, 0]
        ),
        "T0.4-the-same-minimiser-of-a-lasso": edited(several, "witness.other", several["witness"]["x"]),
        "T0.4-the-other-is-dearer-of-a-lasso": edited(several, "witness.other", {"over": "1", "values": "2 0"}),
        "T0.4-the-other-of-the-wrong-signs": edited(several, "witness.other", {"over": "1", "values": "2 -1"}),
        "T0.4-a-ridge-between-the-two": solution(
            Lasso([[1, 1]], [1], [0, 0], [1, 1]), "several", ["1/3", "1/3"], other=["1/2", "1/6"]
        ),
        "T0.4-a-weight-between-the-two": solution(
            Lasso([[1], [1]], [1, 2], [0], None, [0, 1]), "several", [2], other=[1]
        ),
        "T0.4-least-squares-with-a-column-more": solution(
            least, "one", [1, 0], support=[0], rows=[0, 1], modulus=3
        ),
    }  # fmt: skip


def lasso_entry() -> list[Number]:
    """The minimiser of a weighted elastic net of one column that matters: (c - t) / (g + mu)."""
    v, w, t, mu = (rational(n) for n in ("2/3", "5/4", "1/7", "1/11"))
    return [(v * 2 * rational("3/2") + w * rational("1/5") - t) / (4 * v + w + mu), 0]
