"""Certificates of minimisers and of separations, good and bad; the names are as in make.py."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from typing import Any

from constructions.certificates import minimiser_certificate, separation_certificate
from constructions.inverse_problems import InverseProblem
from constructions.linear_programs import linear_program
from constructions.optimality import Solution, linear_program_solution, solution
from tests.certificates.editing import Certificate, edited, shifted
from theory.exact import rational, write_rational

Q = ((Fraction(3, 5), Fraction(4, 5)), (Fraction(-4, 5), Fraction(3, 5)))
ONE = Fraction(1)
DIGITS, NORMS = Fraction(1, 100), ("1", "2", "inf")


def solved(kind: str, n: int | None = 6, **options: Any) -> tuple[Solution, Solution]:
    """The minimisers of the two branches of the fork of C1, K = 2, with index n; None: of the limit, twice."""
    problem = InverseProblem(kind, **options)
    alpha = problem.entry(2)
    low = alpha if n is None else alpha - Fraction(1, 4**n)
    return solution(problem, alpha, low), solution(problem, low, alpha)


def programs() -> tuple[Solution, Solution]:
    """The same for the linear programs of D."""
    pairs = ((Fraction(3, 2), ONE), (ONE, Fraction(3, 2)))
    one, two = (linear_program_solution(linear_program(a, b, Fraction(2), 2, 5)) for a, b in pairs)
    return one, two


def by_hand(kind: str, matrix: list[list[Any]], y: list[Any], x: list[Any], u: list[Any], eta: Any = 0) -> Solution:
    """A solution that is not of the families."""
    rows = tuple(tuple(Fraction(v) for v in row) for row in matrix)
    y_, x_, u_ = (tuple(Fraction(v) for v in vector) for vector in (y, x, u))
    return Solution(kind, ONE, Fraction(eta), rows, y_, x_, u_)


def good() -> dict[str, Certificate]:
    """Certificates that must be accepted, by name."""
    hidden = {"m": 2, "columns": 4, "q": Q}
    lam, eta = Fraction(2, 7), Fraction(1, 10)
    wide = by_hand("P2", [[2, 0, 1], [0, 3, 1]], [1, -1], ["3/8", "-5/18", 0], [1 / Fraction(2), "-1/3"])
    return {
        "C0-P1": minimiser_certificate(solved("P1", eta=eta)[0]),
        "C0-P1-zero-eta": minimiser_certificate(solved("P1")[1]),
        "C0-P2-hidden": minimiser_certificate(solved("P2", lam=lam, **hidden)[0]),
        "C0-P3-hidden": minimiser_certificate(solved("P3", lam=lam, **hidden)[1]),
        "C0-one-of-many": minimiser_certificate(solved("P3", None)[0], unique=False),
        "C0-two-entries-of-both-signs": minimiser_certificate(wide),
        "C0-zero": minimiser_certificate(by_hand("P1", [[1, 1]], [1], [0, 0], [0], eta=2)),
        "C0-zero-of-P2": minimiser_certificate(by_hand("P2", [["1/4"]], [1], [0], [2])),
        "C0-zero-of-P2-and-no-data": minimiser_certificate(by_hand("P2", [["1/4"]], [0], [0], [0])),
        "D-zero": minimiser_certificate(by_hand("LP", [[1, -1]], [0], [0, 0], [0]), unique=False),
        "C0-unit-dual-vector": minimiser_certificate(by_hand("P3", [[1]], [1], [1], [1]), unique=False),
        "D-program": minimiser_certificate(programs()[0]),
        "D-program-one-of-many": minimiser_certificate(
            by_hand("LP", [[1, 1, -1]], [1], ["1/3", "2/3", 0], [1]), unique=False
        ),
        "C1-P1": separation_certificate(*solved("P1", eta=eta), DIGITS),
        "C1-P2-hidden": separation_certificate(*solved("P2", **hidden), DIGITS),
        "C1-P3-inf": separation_certificate(*solved("P3", 4), Fraction(1, 200), "inf"),
        "C1-level-0": separation_certificate(*steep(4), Fraction(3, 2), "inf"),
        "C1-level-0-just-so": separation_certificate(*steep(4), Fraction(1001, 1000), "1"),
        "C1-level-0-just-so-squared": separation_certificate(*steep(4), Fraction(1999, 1000)),
        **{f"D-separation-{norm}": separation_certificate(*programs(), Fraction(3, 5), norm) for norm in NORMS},
    }


def steep(slope: int) -> tuple[Solution, Solution]:
    """The data 0 and 1, the answers 0 and the slope."""
    one, two = (by_hand("P1", [[f"1/{slope}"]], [y], [slope * y], [slope * y]) for y in (0, 1))
    return one, two


def bad() -> dict[str, Certificate | str]:
    """Certificates that must not be accepted, by name."""
    fine = good()
    return {**_bad_minimisers(fine), **_bad_separations(fine)}


def _bad_minimisers(fine: dict[str, Certificate]) -> dict[str, Certificate | str]:
    one, lasso, root, program = (fine[name] for name in ("C0-P1", "C0-P2-hidden", "C0-P3-hidden", "D-program"))
    zero, wide, unit = fine["C0-P1-zero-eta"], fine["C0-two-entries-of-both-signs"], fine["C0-unit-dual-vector"]
    many, plain = fine["C0-one-of-many"], fine["C0-zero"]
    claimed = edited(edited(many, "claim.unique", True), "witness.left_inverse", [["1"]])
    twin = edited(edited(wide, "witness.matrix.0", ["2", "0", "2"]), "witness.matrix.1", ["0", "3", "0"])
    flat = by_hand("P1", [[1, 1]], [1], ["1/2", "1/2"], [1])
    dependent = edited(minimiser_certificate(flat, unique=False), "claim.unique", True)
    tight = edited(edited(unit, "claim.unique", True), "witness.left_inverse", [["1"]])
    negative = edited(program, "claim.x", ["2", "0", "1", "0", "-1"])
    negative = edited(negative, "witness.left_inverse", None)
    negative["claim"]["unique"] = False
    huge = [[Fraction(int("1" * 3999), 2 * 10**3998 + 1)] + [0] * 129] + [[0] * 130 for _ in range(19)]
    large = by_hand("P1", huge, [0] * 20, [0] * 130, [0] * 20)
    return {
        "MN.1-other-data": edited(one, "claim.data_sha256", "0" * 64, pin=False),
        "MN.1-another-problem": edited(zero, "claim.problem", "LP"),
        "MN.1-lambda-zero": edited(lasso, "claim.lambda", "0"),
        "MN.1-lambda-unused": edited(one, "claim.lambda", "1/2"),
        "MN.1-eta-negative": edited(one, "claim.eta", "-1/10"),
        "MN.1-eta-unused": edited(lasso, "claim.eta", "1/10"),
        "MN.1-too-short-y": edited(lasso, "witness.y", ["1"]),
        "MN.1-too-long-u": edited(one, "witness.u", [*one["witness"]["u"], "0"]),
        "MN.1-too-short-x": edited(one, "claim.x", one["claim"]["x"][:1]),
        "MN.1-no-rows": edited(edited(edited(one, "witness.matrix", []), "witness.y", []), "witness.u", []),
        "MN.1-no-columns": edited(edited(plain, "witness.matrix", [[]]), "claim.x", []),
        "MN.1-inverse-too-long": edited(one, "witness.left_inverse", [["1"], ["1"]]),
        "MN.1-inverse-too-wide": edited(one, "witness.left_inverse", [["1", "0"]]),
        "MN.1-unique-without-inverse": edited(one, "witness.left_inverse", None),
        "MN.1-inverse-without-unique": edited(one, "claim.unique", False),
        "MN.2-too-large": edited(zero, "witness.u.0", shifted(zero["witness"]["u"][0], Fraction(1, 10**9))),
        "MN.2-too-large-negative": edited(wide, "witness.u.1", "-2/3"),
        "MN.2-too-long": edited(edited(unit, "witness.u.0", "5/4"), "witness.matrix", [["1/4"]]),
        "MN.2-program": edited(program, "witness.u.0", shifted(program["witness"]["u"][0], Fraction(1, 10**9))),
        "MN.3-residual-too-long": edited(one, "claim.eta", "1/11"),
        "MN.3-program-negative": negative,
        "MN.3-program-infeasible": edited(program, "witness.y.1", "1/9"),
        "MN.4-not-minimal": edited(one, "claim.x.0", shifted(one["claim"]["x"][0], Fraction(1, 10**9))),
        "MN.4-lasso-not-minimal": edited(lasso, "claim.x.0", shifted(lasso["claim"]["x"][0], Fraction(1, 10**9))),
        "MN.4-root-not-minimal": edited(root, "claim.x.1", shifted(root["claim"]["x"][1], Fraction(-1, 10**9))),
        "MN.4-dual-vector-of-nothing": edited(root, "witness.u", ["0", "0"]),
        "MN.4-swapped": edited(lasso, "claim.x", [lasso["claim"]["x"][j] for j in (1, 0, 2, 3)]),
        "MN.4-program-not-minimal": edited(program, "witness.u.0", "1/2"),
        "MN.4-dual-value-too-small-though-square-is-not": edited(lasso, "witness.u", _negated(lasso["witness"]["u"])),
        "MN.5-many": claimed,
        "MN.5-equal-column": twin,
        "MN.5-unit-dual-vector": tight,
        "MN.6-no-inverse": edited(wide, "witness.left_inverse.0.0", "1/3"),
        "MN.6-dependent": edited(dependent, "witness.left_inverse", [["1"], ["0"]]),
        "malformed-unique-is-a-number": edited(one, "claim.unique", 1),
        "malformed-x-is-a-number": edited(one, "claim.x", "1"),
        "unsupported-minimiser-of-another-result": {**one, "result": "J"},
        "unsupported-common-denominator-of-a-minimiser": edited(
            edited(many, "witness.matrix", [["1"] * 8 for _ in many["witness"]["matrix"]]),
            "claim.x",
            [f"1/{10**3980 + 2 * j + 1}" for j in range(8)],
        ),
        "unsupported-large-data": minimiser_certificate(large, unique=False),
    }


def _negated(numbers: list[str]) -> list[str]:
    return [v[1:] if v[0] == "-" else v if v == "0" else f"-{v}" for v in numbers]


def _bad_separations(fine: dict[str, Certificate]) -> dict[str, Certificate | str]:
    pair, program, near = fine["C1-P2-hidden"], fine["D-separation-1"], fine["C1-P1"]
    first = pair["witness"][0]
    flat, level = fine["C1-level-0"], pair["claim"]["level"]
    stable = edited(flat, "witness.1", edited(flat, "witness.1.x", ["1"])["witness"][1])
    stable = edited(edited(stable, "witness.1.matrix", [["1"]]), "witness.0.matrix", [["1"]])
    stable = edited(edited(edited(stable, "witness.1.u", ["1"]), "witness.1.left_inverse", [["1"]]), "claim.ratio", "1")
    stable = edited(stable, "claim.distance", "1")
    half = write_rational(rational(near["claim"]["ratio"]) / 2)
    many = minimiser_certificate(solved("P2", None, m=2, columns=4, q=Q)[0], unique=False)
    loose = {**many["witness"], "x": many["claim"]["x"]}
    longer = edited(near, "witness.1.matrix.0", [*near["witness"][1]["matrix"][0], "0"])
    longer = edited(longer, "witness.1.x", [*near["witness"][1]["x"], "0"])
    return {
        "SP.1-other-inputs": edited(pair, "claim.data_sha256", "f" * 64, pin=False),
        "SP.1-one-input": edited(pair, "witness", [first]),
        "SP.1-three-inputs": edited(pair, "witness", [first] * 3),
        "SP.1-another-shape": longer,
        "SP.1-not-unique": edited(pair, "witness.0", loose),
        "SP.1-second-not-unique": edited(pair, "witness.1", loose),
        "SP.2-higher-level": edited(pair, "claim.level", pair["claim"]["level"] + 1),
        "SP.2-negative-level": edited(pair, "claim.level", -1),
        "SP.2-level-too-large": edited(edited(pair, "witness.1", first), "claim.level", 10_001),
        "SP.2-other-y": edited(flat, "claim.level", 1),
        "SP.3-larger-distance": edited(pair, "claim.distance", shifted(pair["claim"]["distance"], Fraction(1, 10**9))),
        "SP.3-same-input": edited(edited(pair, "witness.1", first), "claim.distance", "0"),
        **{f"SP.3-norm-{a}-for-{b}": edited(program, "claim.norm", b) for a, b in pairwise(("1", "2"))},
        "SP.3-norm-1-for-inf": edited(program, "claim.norm", "inf"),
        "SP.4-stable": edited(stable, "claim.accuracy", "1/4"),
        "SP.4-stable-and-coarse": stable,
        "SP.4-accuracy-of-the-data": edited(flat, "claim.accuracy", "1"),
        "SP.4-accuracy-below-that-of-the-data": edited(pair, "claim.accuracy", f"1*2^-{level + 1}"),
        "SP.4-accuracy-half-the-distance": edited(flat, "claim.accuracy", "2"),
        "SP.4-accuracy-half-the-distance-squared": edited(fine["C1-level-0-just-so-squared"], "claim.accuracy", "2"),
        "SP.4-accuracy-too-large-but-not-its-square": edited(pair, "claim.accuracy", "1/90"),
        "SP.4-accuracy-zero": edited(pair, "claim.accuracy", "0"),
        "SP.4-accuracy-negative": edited(pair, "claim.accuracy", "-1/100"),
        "SP.5-larger-ratio": edited(pair, "claim.ratio", shifted(pair["claim"]["ratio"], Fraction(1, 10**9))),
        "SP.5-half-the-ratio": edited(near, "claim.ratio", half),
        "SP.5-ratio-is-the-distance": edited(program, "claim.ratio", program["claim"]["distance"]),
        "SP.5-ratio-not-of-squares": edited(
            near, "claim.ratio", write_rational(rational(near["claim"]["distance"]) * 4**6)
        ),
        "malformed-accuracy": edited(pair, "claim.accuracy", "0.01"),
        "MN.4-second-not-minimal": edited(pair, "witness.1.x", first["x"]),
        "malformed-norm": edited(pair, "claim.norm", "3"),
        "malformed-level-as-text": edited(pair, "claim.level", "12"),
        "malformed-inputs-as-object": edited(pair, "witness", {}),
        "unsupported-separation-of-another-result": {**pair, "result": "C0"},
    }
