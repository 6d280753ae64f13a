"""Certificates of T0 for P1 and P3, whose minimisers are a + b t with a rational t^2: by hand, at the edges."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from constructions.blocks import Block
from constructions.certificates import envelope, sha256
from tests.certificates.editing import Certificate, edited
from theory.exact import rational, write_rational

Number = int | str
Vector = Sequence[Number] | None


def block(values: Vector) -> dict[str, str] | None:
    return None if values is None else Block.of(values).as_json()


@dataclass(frozen=True)
class Rooted:
    """P1 with eta, or P3 with lambda, for the rows of A."""

    kind: str
    rows: Sequence[Sequence[Number]]
    y: Sequence[Number]
    eta: Number = 0
    lam: Number = 1

    def one(
        self,
        support: Sequence[int],
        x: Vector = (),
        root: Vector = None,
        square: Number = 0,
        rows: Sequence[int] = (),
        u: Vector = None,
        push: Vector = None,
        modulus: int = 101,
    ) -> Certificate:
        """A certificate of one minimiser."""
        vectors = {"x": block(x), "root": block(root), "u": block(u), "push": block(push)}
        square_of = write_rational(rational(square))
        return self.written(
            "one", list(support), {**vectors, "square": square_of, "rows": list(rows), "modulus": modulus}
        )

    def none(self, u: Vector) -> Certificate:
        """A certificate that nothing is feasible."""
        unused: dict[str, Any] = dict.fromkeys(("x", "root", "push"))
        return self.written("infeasible", None, {**unused, "u": block(u), "square": "0", "rows": [], "modulus": 2})

    def written(self, outcome: str, support: list[int] | None, shown: dict[str, Any]) -> Certificate:
        """A certificate of T0."""
        columns = [block(column) for column in zip(*self.rows, strict=True)]
        data = {"columns": columns, "y": block(self.y), "row_weights": None}
        claim = {
            "problem": self.kind, "data_sha256": sha256(data), "rows": len(self.rows), "columns": len(self.rows[0]),
            "lambda": write_rational(rational(self.lam)), "eta": write_rational(rational(self.eta)),
            "outcome": outcome, "support": support,
        }  # fmt: skip
        return envelope("solution", "T0", claim, {"data": data, **shown}, None)


BIG = 2**200 + 1
UNIT = ((1, 0), (0, 1))
PLANE = Rooted("P1", UNIT, (2, -3), eta=1)
"""x = (2 - t, -3 + t), t^2 = 1/2."""
TIE = Rooted("P1", ((1, 0), (0, "3/4")), (7, 4), eta=5)
"""x = (4, 0), t = 3, and <A_1, y - Ax> = 3."""
TWINS = Rooted("P1", ((1, 0, 0, 0), (0, "3/4", "3/4", "-3/4")), (7, 4), eta=5)
"""TIE with a twin, and one of the other side."""
FLAT = Rooted("P1", ((1, 2), (0, 0)), (1, 1), eta=1)
"""The least residual is as long as eta."""
LINE = Rooted("P1", ((3, 1, -1), (0, 1, 1)), (3, 0), eta=0)
"""x = (1, 0, 0), with dual vectors (1/3, w), |w| < 2/3; for w = 0 alone they lie in the range of A_0."""
SLOPE = Rooted("P3", UNIT, (2, 1), lam="3/4")
"""x = (2 - t, 0), t^2 = 9/7."""
EDGE = Rooted("P3", ((-1,), (0,)), (3, 4), lam="3/5")
"""0 is the minimiser: <A_0, y> = -3 = -lambda ||y||_2."""
ROOF = Rooted("P3", ((1, 0, 0, 0), (0, "3/4", "3/4", "-3/4"), (0, 0, 0, 0)), (7, 4, 12), lam="3/13")
"""x = (4, 0, 0, 0), t = 3, with the ties of TWINS; columns that may move see all of y but its last entry."""
BOTH = Rooted("P1", ((1, 1), (1, -1)), (4, 1), eta=1)
"""x = (2, 1), t = 1; the determinant of A is -2."""
FIT = Rooted("P3", ((2, 0, 1), (0, 2, 1)), (2, -4), lam=1)
"""x = (1, -2, 0) fits, with the dual vector (1/2, -1/2)."""


def good() -> dict[str, Certificate]:
    """Certificates that must be accepted, by name."""
    return {
        "T0-P1-root": PLANE.one([0, 1], (2, -3), (-1, 1), "1/2", [0, 1]),
        "T0-P1-rows-in-another-order": PLANE.one([0, 1], (2, -3), (-1, 1), "1/2", [1, 0], modulus=2),
        "T0-P1-rational": TIE.one([0], (7,), (-1,), 9, [0, 1]),
        "T0-P1-tie-below": Rooted("P1", ((1, 0), (0, "-3/4")), (7, 4), eta=5).one([0], (7,), (-1,), 9, [0, 1]),
        "T0-P1-pushed": TWINS.one([0], (7,), (-1,), 9, [0], push=(0, -1)),
        "T0-P1-some-pushed": Rooted("P1", ((1, 0, 0), (0, "3/4", "3/4"), (0, 0, 1)), (7, 4, 0), eta=5).one(
            [0], (7,), (-1,), 9, [0, 1], push=(0, "-1/3", "1/4")
        ),
        "T0-P1-negative-push": Rooted("P1", ((1, 0, 0), (0, "-3/4", "-3/4")), (7, 4), eta=5).one(
            [0], (7,), (-1,), 9, [0], push=(0, -2)
        ),
        "T0-P1-modulus-three": BOTH.one([0, 1], ("5/2", "3/2"), ("-1/2", "-1/2"), 1, [0, 1], modulus=3),
        "T0-P1-long": Rooted("P1", ((1, "1/3"), (0, "1/7")), (2, 0), eta=1).one([0], (2,), (-1,), 1, [0]),
        "T0-P1-long-column": Rooted("P1", ((BIG, 0), (0, 1)), (2, 0), eta=1).one(
            [0], (f"2/{BIG}",), (f"-1/{BIG**2}",), BIG**2, [0]
        ),
        "T0-P1-long-x": Rooted("P1", UNIT, (BIG, "1/5"), eta="1/3").one([0], (BIG,), (-1,), "16/225", [0]),
        "T0-P1-long-push": edited(
            TWINS.one([0], (7,), (-1,), 9, [0], push=(0, -1)), "witness.push.values", f"0 -{BIG}"
        ),
        "T0-P1-long-dual-vector": FLAT.one([1], ("1/2",), u=("1/2", BIG), rows=[0]),
        "T0-P1-common-factor": Rooted("P1", ((2,),), (3,), eta=1).one([0], ("3/2",), ("-1/4",), 4, [0], modulus=2),
        "T0-P1-below-a-root": Rooted("P1", ((1, 0), (0, 1), (0, 0)), (3, 1, 1), eta=2).one([0], (3,), (-1,), 2, [0]),
        "T0-P1-zero-over-denominators": Rooted("P1", (("1/2",),), ("5/2",), eta=3).one([]),
        "T0-P1-exact-over-denominators": Rooted("P1", (("1/3",),), (1,)).one([0], (3,), u=(3,), rows=[0]),
        "T0-P1-exact-minus-one": Rooted("P1", ((1,),), (-1,)).one([0], (-1,), u=(-1,), rows=[0]),
        "T0-P1-infeasible-of-300-rows": Rooted("P1", ((0,),) * 300, (1,) * 300, eta=17).none((1,) * 300),
        "T0-P3-fits-with-a-large-lambda": Rooted("P3", (("5/2",),), (5,), lam=2).one([0], (2,), u=("2/5",), rows=[0]),
        "T0-P1-skew": Rooted("P1", ((1, "1/2"), (0, 1), (0, 0)), (3, "5/2", "1/3"), eta="2/3").one(
            [0, 1], ("7/4", "5/2"), ("-3/4", "-1/2"), "4/15", [0, 1]
        ),
        "T0-P1-zero": Rooted("P1", ((1,),), (-3,), eta=4).one([]),
        "T0-P1-zero-on-the-sphere": Rooted("P1", ((1,), (0,)), (3, 4), eta=5).one([], modulus=2),
        "T0-P1-nothing-to-fit": Rooted("P1", ((1, 1),), (0,)).one([]),
        "T0-P1-exact": Rooted("P1", ((2, 1),), (-2,)).one([0], (-1,), u=("-1/2",), rows=[0]),
        "T0-P1-exact-by-another-dual-vector": LINE.one([0], (1,), u=("1/3", "1/2"), rows=[0]),
        "T0-P1-exact-at-a-kink": LINE.one([0], (1,), u=("1/3", "2/3"), rows=[0, 1]),
        "T0-P1-exact-at-a-kink-below": LINE.one([0], (1,), u=("1/3", "-2/3"), rows=[0, 1], modulus=4),
        "T0-P1-least-residual": FLAT.one([1], ("1/2",), u=("1/2", 0), rows=[0]),
        "T0-P1-least-residual-and-more": FLAT.one([1], ("1/2",), u=("1/2", 7), rows=[0]),
        "T0-P1-infeasible": Rooted("P1", ((1, 2), (0, 0)), (1, 1), eta="999/1000").none((0, 1)),
        "T0-P1-infeasible-below": Rooted("P1", ((1,), (1,)), (1, -1)).none(("1/3", "-1/3")),
        "T0-P1-infeasible-over-denominators": Rooted("P1", (("1/3",), ("1/2",)), ("1/2", 0), eta="2/5").none((3, -2)),
        "T0-P3-root": SLOPE.one([0], (2,), (-1,), "9/7", [0, 1]),
        "T0-P3-zero": Rooted("P3", ((1,),), (2,), lam=2).one([], (), (), 16, [0]),
        "T0-P3-zero-at-the-edge": EDGE.one([], (), (), 9, [0, 1]),
        "T0-P3-pushed": ROOF.one([0], (7,), (-1,), 9, [0, 2], push=(0, -12, 4)),
        "T0-P3-fits": FIT.one([0, 1], (1, -2), u=("1/2", "-1/2"), rows=[0, 1]),
        "T0-P3-fits-by-a-hair": Rooted("P3", ((1,),), (2,), lam="9999/10000").one([0], (2,), u=(1,), rows=[0]),
        "T0-P3-nothing-to-fit": Rooted("P3", ((3, -1),), (0,), lam="1/2").one([], u=("1/4",)),
        "T0-P3-over-denominators": Rooted("P3", (("1/2", 0), (0, "1/3")), (2, "1/5"), lam="1/3").one(
            [0], (4,), (-4,), "1/125", [0, 1]
        ),
    }


def bad() -> dict[str, Certificate | str]:
    """Certificates that must not be accepted, by name."""
    return {**_bad_data(), **_bad_shapes(), **_bad_reasons(), **_bad_uniqueness()}


def _bad_data() -> dict[str, Certificate | str]:
    fine = good()
    plane, slope = fine["T0-P1-root"], fine["T0-P3-root"]
    weights = {"over": "1", "values": "1 1"}
    return {
        "T0.1-root-other-data": edited(plane, "witness.data.y.values", "2 -4", pin=False),
        "T0.1-root-more-rows-claimed": edited(plane, "claim.rows", 3),
        "T0.1-root-more-columns-claimed": edited(plane, "claim.columns", 3),
        "T0.1-root-weights": edited(plane, "witness.data.row_weights", weights),
        "T0.1-root-lambda-of-P1": edited(plane, "claim.lambda", "1/2"),
        "T0.1-root-lambda-of-P1-above-one": edited(plane, "claim.lambda", "2"),
        "T0.1-root-eta-negative": edited(plane, "claim.eta", "-1"),
        "T0.1-root-eta-of-P3": edited(slope, "claim.eta", "1"),
        "T0.1-root-eta-of-P3-negative": edited(slope, "claim.eta", "-1"),
        "T0.1-root-lambda-zero": edited(slope, "claim.lambda", "0"),
        "T0.1-root-lambda-negative": edited(slope, "claim.lambda", "-3/4"),
        "malformed-root-several": edited(plane, "claim.outcome", "several"),
        "malformed-root-infeasible-P3": edited(slope, "claim.outcome", "infeasible"),
        "malformed-root-outcome": edited(slope, "claim.outcome", ["one"]),
        "malformed-root-support": edited(plane, "claim.support", None),
        "malformed-root-support-of-texts": edited(plane, "claim.support", ["0", "1"]),
        "malformed-root-square": edited(plane, "witness.square", None),
        "malformed-root-rows": edited(plane, "witness.rows", [True, 0]),
        "malformed-root-modulus": edited(plane, "witness.modulus", "101"),
        "malformed-root-x": edited(plane, "witness.x", ["2", "-3"]),
        "malformed-root-lambda": edited(plane, "claim.lambda", None),
        "malformed-root-eta": edited(plane, "claim.eta", 1),
        "malformed-root-without-a-problem": {
            **plane,
            "claim": {k: v for k, v in plane["claim"].items() if k != "problem"},
        },
        "malformed-root-thresholds": edited(plane, "claim.thresholds", ["1", "1"]),
        "malformed-root-other": edited(plane, "witness.other", None),
        "unsupported-root-digits": edited(plane, "witness.x.values", "2 " + "3" * 20_001),
        "unsupported-root-elimination": edited(plane, "witness.rows", [0] * 1000),
        "unsupported-root-work": large(),
        "unsupported-root-signs": many(),
        "unsupported-root-of-another-result": {**plane, "result": "T1"},
    }


def large() -> Certificate:
    """One that needs too many multiplications: the residual has 66 rows of long numbers, for 66 columns."""
    rows = [["1*2^-4000"] * 66] * 66
    return edited(Rooted("P1", rows, [1] * 66, eta=1).one([0], (1,), (1,), 1, [0]), "witness.x.values", "7" * 20_000)


def many() -> Certificate:
    """One that needs too many signs: of sums of 40,000 digits, with the root of a number of 20,000."""
    one = Rooted("P1", ((1,) * 120,), (1,)).one([0], (1,), (1,), 1, [0])
    return edited(edited(one, "witness.x.values", "7" * 20_000), "witness.square", "7" * 20_000)


def _bad_shapes() -> dict[str, Certificate | str]:
    fine = good()
    plane, exact, none = (fine[f"T0-P1-{name}"] for name in ("root", "exact", "infeasible"))
    zero, pushed, fits = fine["T0-P1-zero"], fine["T0-P1-pushed"], fine["T0-P3-nothing-to-fit"]
    one = block((1,))
    return {
        "T0.1-root-short-x": edited(plane, "witness.x", block((2,))),
        "T0.1-root-long-x": edited(plane, "witness.x", block((2, -3, 1))),
        "T0.1-root-short-root": edited(plane, "witness.root", block((-1,))),
        "T0.1-root-long-root": edited(plane, "witness.root", block((-1, 1, 1))),
        "T0.1-root-short-u": edited(fine["T0-P1-least-residual"], "witness.u", block(("1/2",))),
        "T0.1-root-long-u": edited(exact, "witness.u", block(("-1/2", 0))),
        "T0.1-root-long-push": edited(pushed, "witness.push", block((0, -1, 0))),
        "T0.1-root-short-push": edited(pushed, "witness.push", block((0,))),
        "T0.1-root-u-of-none-too-short": edited(none, "witness.u", block((0,))),
        "T0.1-root-none-with-a-support": edited(none, "claim.support", []),
        "T0.1-root-none-with-rows": edited(none, "witness.rows", [0]),
        "T0.1-root-none-with-a-modulus": edited(none, "witness.modulus", 3),
        "T0.1-root-none-with-modulus-one": edited(none, "witness.modulus", 1),
        "T0.1-root-none-with-a-square": edited(none, "witness.square", "1"),
        "T0.1-root-none-with-x": edited(none, "witness.x", block(())),
        "T0.1-root-none-with-a-push": edited(none, "witness.push", block((0, 0))),
        "T0.1-root-none-without-u": edited(none, "witness.u", None),
        "T0.1-root-no-x": edited(plane, "witness.x", None),
        "T0.1-root-no-root": edited(plane, "witness.root", None),
        "T0.1-root-with-u": edited(plane, "witness.u", block((1, -1))),
        "T0.1-root-u-for-root": edited(edited(plane, "witness.u", block((1, -1))), "witness.root", None),
        "T0.1-root-exact-with-a-root": edited(exact, "witness.root", one),
        "T0.1-root-exact-without-u": edited(exact, "witness.u", None),
        "T0.1-root-exact-with-a-push": edited(exact, "witness.push", block((0,))),
        "T0.1-root-zero-with-u": edited(zero, "witness.u", block((0,))),
        "T0.1-root-zero-with-a-root": edited(zero, "witness.root", block(())),
        "T0.1-root-zero-with-a-push": edited(zero, "witness.push", block((0,))),
        "T0.1-root-zero-without-x": edited(zero, "witness.x", None),
        "T0.1-root-zero-with-a-square": edited(edited(zero, "witness.square", "9"), "witness.root", block(())),
        "T0.1-root-fitting-nothing-without-u": edited(fits, "witness.u", None),
        "T0.1-root-square-negative": edited(plane, "witness.square", "-1/2"),
        "T0.1-root-support-decreases": edited(plane, "claim.support", [1, 0]),
        "T0.1-root-support-twice": edited(plane, "claim.support", [0, 0]),
        "T0.1-root-support-negative": edited(plane, "claim.support", [-1, 0]),
        "T0.1-root-support-without-a-column": edited(plane, "claim.support", [0, 2]),
    }


def _bad_reasons() -> dict[str, Certificate | str]:
    fine = good()
    plane, exact, slope = fine["T0-P1-root"], fine["T0-P1-exact"], fine["T0-P3-root"]
    least, fits = fine["T0-P1-least-residual"], fine["T0-P3-fits"]
    steep = Rooted("P1", UNIT, (1, 3), eta=1)
    return {
        "T0.2-root-another-eta": edited(plane, "claim.eta", "11/10"),
        "T0.2-root-a-smaller-eta": edited(plane, "claim.eta", "9/10"),
        "T0.2-root-another-square": edited(plane, "witness.square", "1/3"),
        "T0.2-root-another-lambda": edited(slope, "claim.lambda", "2/3"),
        "T0.2-root-square-of-P3": edited(slope, "witness.square", "10/7"),
        "T0.2-root-zero-outside": edited(fine["T0-P1-zero"], "claim.eta", "29/10"),
        "T0.2-root-zero-outside-by-a-hair": edited(fine["T0-P1-zero-on-the-sphere"], "claim.eta", "4999999/1000000"),
        "T0.2-root-zero-outside-over-denominators": Rooted("P1", (("1/2",),), ("7/2",), eta=3).one([]),
        "T0.2-root-P3-fits-with-a-large-lambda": Rooted("P3", (("5/3",),), ("10/3",), lam=2).one(
            [0], (2,), u=("3/5",), rows=[0]
        ),
        "T0.2-root-exact-that-is-not": edited(exact, "witness.x", block(("-9/10",))),
        "T0.2-root-least-residual-inside": edited(least, "claim.eta", "2"),
        "T0.2-root-least-residual-outside": edited(least, "claim.eta", "1/2"),
        "T0.2-root-P3-with-a-residual": edited(fits, "witness.x", block((1, "-3/2"))),
        "T0.2-root-P3-fits-at-the-edge": Rooted("P3", ((1,),), (2,)).one([0], (2,), u=(1,), rows=[0]),
        "T0.2-root-P3-fits-beyond-the-edge": Rooted("P3", ((1,),), (2,), lam=2).one([0], (2,), u=(1,), rows=[0]),
        "T0.3-root-other-sign": Rooted("P1", ((1,),), (2,), eta=1).one([0], (2,), (1,), 1, [0]),
        "T0.3-root-sign-of-a-large-root": Rooted("P1", ((1,),), (2,), eta=3).one([0], (2,), (-1,), 9, [0]),
        "T0.3-root-sign-of-a-large-root-below": Rooted("P1", ((1,),), (-2,), eta=3).one([0], (-2,), (1,), 9, [0]),
        "T0.3-root-coefficient-that-vanishes": Rooted("P1", ((1, 0), (0, 1)), (1, 3), eta="1/2").one(
            [0, 1], (1, 3), (-2, 0), "1/16", [0, 1]
        ),
        "T0.3-root-coefficient-zero-of-an-orthogonal-column": Rooted("P1", UNIT, (2, 0), eta=1).one(
            [0, 1], (2, 0), (-1, 0), 1, [0, 1]
        ),
        "T0.3-root-coefficient-zero": TIE.one([0, 1], (7, 0), (-1, 0), 9, [0, 1]),
        "T0.3-root-sign-by-its-root": Rooted("P1", UNIT, (4, 2), eta=4).one([0, 1], (4, 2), (-1, -1), 8, [0, 1]),
        "T0.3-root-coefficient-of-exactly-0": Rooted("P1", (*UNIT, (0, 0)), (5, 2, 1), eta=3).one(
            [0, 1], (5, 2), (-1, -1), 4, [0, 1]
        ),
        "T0.3-root-exact-coefficient-zero": Rooted("P1", ((1, 0), (0, 1)), (1, 0)).one(
            [0, 1], (1, 0), u=(1, 1), rows=[0, 1]
        ),
        "T0.3-root-exact-coefficient-zero-below": Rooted("P1", ((1, 0), (0, 1)), (1, 0)).one(
            [0, 1], (1, 0), u=(1, -1), rows=[0, 1]
        ),
        "T0.3-root-not-orthogonal": steep.one([0, 1], (1, 2), (0, 0), "1/16", [0, 1]),
        "T0.3-root-too-flat": steep.one([0, 1], (1, 3), (-1, 0), 1, [0, 1]),
        "T0.3-root-off-by-a-half": Rooted("P1", ((1,),), (2,), eta="1/2").one([0], (2,), ("-1/2",), 1, [0]),
        "T0.3-root-exact-other-sign": edited(exact, "witness.u", block(("1/2",))),
        "T0.3-root-exact-too-flat": edited(exact, "witness.u", block(("-1/3",))),
        "T0.3-root-exact-too-large": LINE.one([0], (1,), u=("1/3", "3/4"), rows=[0]),
        "T0.3-root-exact-too-large-below": LINE.one([0], (1,), u=("1/3", "-3/4"), rows=[0]),
        "T0.3-root-residual-not-orthogonal": Rooted("P1", UNIT, (1, 1), eta=1).one([0], (1,), u=(1, 0), rows=[0]),
        "T0.3-root-residual-not-orthogonal-below": Rooted("P1", UNIT, (1, -1), eta=1).one(
            [0], (1,), u=(1, 0), rows=[0]
        ),
        "T0.3-root-too-large": Rooted("P1", ((1, 0), (0, "4/5")), (7, 4), eta=5).one([0], (7,), (-1,), 9, [0]),
        "T0.3-root-too-large-below": Rooted("P1", ((1, 0), (0, "-4/5")), (7, 4), eta=5).one([0], (7,), (-1,), 9, [0]),
        "T0.3-root-too-large-for-zero": Rooted("P3", ((-1,), (0,)), (3, 4), lam="2/5").one([], (), (), 4, [0]),
        "T0.3-root-too-large-by-a-hair": edited(
            EDGE.one([], (), (), 9, [0]), "witness.data.columns.0", block(("-3000001/3000000", 0))
        ),
    }


def _bad_uniqueness() -> dict[str, Certificate | str]:
    fine = good()
    plane, tie, slope = fine["T0-P1-root"], fine["T0-P1-rational"], fine["T0-P3-root"]
    none, zero, pushed = fine["T0-P1-infeasible"], fine["T0-P1-zero"], fine["T0-P1-pushed"]
    roof = fine["T0-P3-pushed"]
    same = Rooted("P3", ((1,),), (2,), lam=1)
    alike = Rooted("P1", ((1, 1), (0, 0)), (3, 4), eta=5)
    return {
        "T0.4-root-too-few-rows": edited(plane, "witness.rows", [0]),
        "T0.4-root-no-rows": edited(plane, "witness.rows", []),
        "T0.4-root-too-many-rows": edited(fine["T0-P1-least-residual"], "witness.rows", [0, 1]),
        "T0.4-root-one-row-twice": edited(plane, "witness.rows", [0, 0]),
        "T0.4-root-no-such-row": edited(plane, "witness.rows", [0, 2]),
        "T0.4-root-negative-row": edited(plane, "witness.rows", [0, -1]),
        "T0.4-root-modulus-one": edited(plane, "witness.modulus", 1),
        "T0.4-root-modulus-zero": edited(plane, "witness.modulus", 0),
        "T0.4-root-modulus-negative": edited(plane, "witness.modulus", -7),
        "T0.4-root-modulus-divides": edited(fine["T0-P1-modulus-three"], "witness.modulus", 2),
        "T0.4-root-pivot-no-unit": edited(fine["T0-P1-modulus-three"], "witness.modulus", 4),
        "T0.4-root-row-of-zeros": Rooted("P1", ((1,), (0,)), (2, 0), eta=1).one([0], (2,), (-1,), 1, [1]),
        "T0.4-root-zero-with-rows": edited(zero, "witness.rows", [0]),
        "T0.4-root-zero-with-modulus-one": edited(zero, "witness.modulus", 1),
        "T0.4-root-twins": Rooted("P1", ((1, 1),), (2,), eta=1).one([0], (2,), (-1,), 1, [0]),
        "T0.4-root-twins-with-two-rows": Rooted("P1", ((1, 1), (0, 0)), (2, 0), eta=1).one([0], (2,), (-1,), 1, [0, 1]),
        "T0.4-root-tie-without-a-row": edited(tie, "witness.rows", [0]),
        "T0.4-root-tie-below-without-a-row": edited(fine["T0-P1-tie-below"], "witness.rows", [0]),
        "T0.4-root-exact-tie-without-a-row": LINE.one([0], (1,), u=("1/3", "2/3"), rows=[0]),
        "T0.4-root-no-row-for-y": edited(slope, "witness.rows", [0]),
        "T0.4-root-y-is-fitted": Rooted("P3", ((1,), (0,)), (2, 0), lam=1).one([0], (2,), (-1,), 1, [0, 1]),
        "T0.4-root-y-is-fitted-by-one": same.one([0], (2,), (-1,), 1, [0]),
        "T0.4-root-row-for-y-that-fits": edited(fine["T0-P3-fits-by-a-hair"], "witness.rows", [0, 0]),
        "T0.4-root-push-to-the-other-side": edited(pushed, "witness.push", block((0, 1))),
        "T0.4-root-push-to-the-other-side-below": edited(fine["T0-P1-negative-push"], "witness.push", block((0, 2))),
        "T0.4-root-push-of-the-support": edited(pushed, "witness.push", block((-1, -1))),
        "T0.4-root-push-of-the-support-upward": edited(pushed, "witness.push", block((1, -1))),
        "T0.4-root-push-of-twins-of-the-support": Rooted("P1", ((1, 1),), (2,), eta=1).one(
            [0], (2,), (-1,), 1, [], push=(-1,)
        ),
        "T0.4-root-push-that-does-not": edited(pushed, "witness.push", block((0, 0))),
        "T0.4-root-push-of-y": edited(roof, "witness.push", block((0, -12, 3))),
        "T0.4-root-push-and-too-many-rows": edited(pushed, "witness.rows", [0, 1]),
        "T0.4-root-none-that-is-not": edited(none, "claim.eta", "1"),
        "T0.4-root-none-over-denominators": edited(fine["T0-P1-infeasible-over-denominators"], "claim.eta", "1/2"),
        "T0.4-root-none-the-other-way": edited(none, "witness.u", block((0, -1))),
        "T0.4-root-none-not-orthogonal": edited(none, "witness.u", block(("1/100", 1))),
        "T0.4-root-none-by-nothing": edited(none, "witness.u", block((0, 0))),
        "T0.4-root-none-by-nothing-exactly": Rooted("P1", ((1,),), (1,)).none((0,)),
        "T0.4-root-none-at-the-edge": Rooted("P1", ((0,), (0,)), (3, 4), eta=5).none((3, 4)),
        "T0.4-root-zero-columns": edited(alike.one([], ()), "witness.modulus", 0),
    }
