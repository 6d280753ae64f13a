"""Certificates of answers that miss the only minimiser, good and bad; the names are as in make.py."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from constructions.convex_problems import L1Problem, LinearProgram
from constructions.exact_minimisers import Minimiser, exact_minimiser
from constructions.misses import miss_certificate
from constructions.solvers.inputs import INPUTS, find_input
from tests.certificates.editing import Certificate, edited, shifted

ZERO, ONE, HALF = Fraction(0), Fraction(1), Fraction(1, 2)
TINY = Fraction(1, 2**1074)
LARGEST = Fraction(2**1024 - 2**971)


def missed(problem: LinearProgram | L1Problem, answer: list[Any], claimed: list[Any] | None = None) -> Certificate:
    """The certificate of an answer."""
    found = None if claimed is None else [Fraction(v) for v in claimed]
    return miss_certificate(exact_minimiser(problem, claimed=found), [Fraction(v) for v in answer])


def boxed() -> LinearProgram:
    """A program with a free variable, one that is fixed, one at its upper bound, and a slack."""
    rows = [[1, 1, 0, 0, 1], [0, 1, 1, 1, 0]]
    return LinearProgram.of([1, -3, 2, 1, 2], rows, [4, 7], [None, -1, 1, 2, 0], [None, 3, None, 2, None])


def good() -> dict[str, Certificate]:
    """Certificates that must be accepted, by name."""
    fixed = {name: find_input(name) for name in INPUTS}
    one_minimiser = {f"M-{name}": missed_input(name, [HALF] * fixed[name].problem.columns) for name in fixed}
    kink = L1Problem.of("P2", [[1, 1]], [HALF], 1)
    corner = L1Problem.of("P2", [[1, 1, 1], [0, 1, -1]], [2, 1], 2)
    ball = L1Problem.of("P1", [[2, 1, 0], [0, 0, 0]], [2, 0], eta=HALF)
    shallow = L1Problem.of("P2", [[2, 1, 1]], [1], 1)
    turned = L1Problem.of("P2", [[1, 1, -1], [0, 1, 1]], [2, 1], 2)
    wide = L1Problem.of("P1", [[1, HALF]], [10], eta=4)
    narrow = L1Problem.of("P1", [[1, HALF]], [1], eta=HALF / 2)
    free = missed(square([[0, 1, 2], [1, 1, 1], [1, 1, -3]]), [0] * 3)
    odd = missed(LinearProgram.of([1], [[5]], [5]), [0])
    return {
        **one_minimiser,
        **at_zero(),
        "M-right-answer": missed_input("hero-lp", list(find_input("hero-lp").truth().x)),
        "M-bounds": missed(boxed(), ["1/3", 3, 1, 2, 0]),
        "M-bounds-violated": missed(boxed(), [1, 5, -2, 2, "-7/3"]),
        "M-bounds-violated-above": missed(boxed(), [1, 50, 5, 2, "7/3"]),
        "M-everything-fixed": missed(LinearProgram.of([1], [[1]], [2], [2], [2]), [3]),
        "M-fixed-at-no-cost": missed(LinearProgram.of([0], [[1]], [2], [2], [2]), [3]),
        "M-between-bounds": missed(LinearProgram.of([1], [[1]], [1], [0], [2]), [0]),
        "M-upper-bound-violated-most": missed(LinearProgram.of([1, 1], [[1, 0]], [1], upper=[None, 2]), [1, "9/2"]),
        "M-three-hundred-columns": missed(LinearProgram.of([1] + [2] * 299, [[1] * 300], [1]), [0] * 300),
        "M-three-words": missed(LinearProgram.of([1], [[1]], [2**150]), [0]),
        "M-pivot-below": edited(free, "witness.rows", [0, 1, 2]),
        "M-second-pivot-below": edited(free, "witness.rows", [1, 2, 0]),
        "M-modulus-two": edited(odd, "witness.modulus", 2),
        "M-modulus-six": edited(odd, "witness.modulus", 6),
        "M-free-variable": missed(LinearProgram.of([0], [[4]], [2], [None], [None]), [1]),
        "M-below-an-upper-bound-alone": missed(LinearProgram.of([-1, 0], [[1, 1]], [2], [None, 0], [1, None]), [0, 0]),
        "M-redundant-row": missed(LinearProgram.of([1, 2], [[1, 1], [2, 2]], [1, 2]), [0, 1]),
        "M-degenerate": missed(LinearProgram.of([1, 1], [[1, 8], [1, 7]], [1, 1]), [0, "1/8"]),
        "M-lasso-at-a-kink": missed(kink, [1, 1]),
        "M-lasso-pushed-beside-a-support": missed(corner, [1, 0, 0]),
        "M-lasso-answer-of-both-signs": missed(shallow, [-1, 2, "1/3"]),
        "M-lasso-pushed-from-both-sides": missed(turned, [1, 0, 0]),
        "M-pursuit-within-a-ball": missed(ball, ["2/3", "1/3", 0], ["3/4", 0, 0]),
        "M-pursuit-within-a-wide-ball": miss_certificate(Minimiser(wide, (6 * ONE, ZERO), (ONE,)), [7, 0]),
        "M-pursuit-outside-a-narrow-ball": missed(narrow, ["7/10", 0], ["3/4", 0]),
        "M-pursuit-outside-a-ball": missed(ball, [0, 0, 0], ["3/4", 0, 0]),
        "M-pursuit-on-a-sphere": missed(ball, ["5/4", 0, 0], ["3/4", 0, 0]),
        "M-negative-entry": missed(L1Problem.of("P1", [[1, -2]], [1]), [0, HALF]),
        "M-no-double-as-an-answer": missed(L1Problem.of("P1", [[1, -2]], [1]), ["1/3", 0]),
        "M-least-doubles": missed(LinearProgram.of([1], [[TINY]], [3 * TINY]), [0]),
        "M-largest-double": missed(LinearProgram.of([1], [[1]], [LARGEST]), [0]),
        "M-long-determinant": missed(long_program(), [0] * 15),
        "M-long-right-answer": miss_certificate(truth := exact_minimiser(long_program()), truth.x),
        "M-program-determined-by-its-costs": missed(LinearProgram.of([1, 1], [[1, 2]], [0]), [1, 0]),
        "M-program-at-both-bounds": missed(LinearProgram.of([-1, 1], [[1, 2]], [2], [0, 0], [2, None]), [1, 0]),
    }


def at_zero() -> dict[str, Certificate]:
    """Good certificates of problems whose minimiser is 0, which shows nothing of P1, nor where y is 0."""
    lasso, pursuit = L1Problem.of("P2", [[1]], [HALF / 2], 1), L1Problem.of("P1", [[2]], [1], eta=1)
    root = L1Problem.of("P3", [[1]], [0], 1)
    return {
        "M-lasso-zero": missed(L1Problem.of("P2", [[1]], [0], 1), [0]),
        "M-lasso-zero-though-y-is-not": missed(lasso, [1]),
        "M-pursuit-zero": miss_certificate(Minimiser(pursuit, (ZERO,), (ZERO,)), [5]),
        "M-square-root-zero": miss_certificate(Minimiser(root, (ZERO,), (ZERO,)), [1]),
        "M-program-zero": missed(LinearProgram.of([1], [[1]], [0]), [1]),
    }


def square(rows: list[list[int]]) -> LinearProgram:
    """A program without bounds, whose only feasible point is (1, ..., 1) if the matrix is invertible."""
    none = [None] * len(rows)
    return LinearProgram.of([sum(column) for column in zip(*rows, strict=True)], rows, list(map(sum, rows)), none, none)


def missed_input(name: str, answer: list[Fraction]) -> Certificate:
    """The certificate of an answer to a fixed input."""
    return miss_certificate(find_input(name).truth(), answer)


def long_program() -> LinearProgram:
    """A program whose minimiser has more digits than other numbers may have: each entry is 2**-1000 of the last."""
    size, small = 15, Fraction(1, 2**1000)
    rows = [[ONE * (i == j) - small * (i == j + 1) for j in range(size)] for i in range(size)]
    return LinearProgram.of([1] * size, rows, [ONE] + [ZERO] * (size - 1))


def bad() -> dict[str, Certificate | str]:
    """Certificates that must not be accepted, by name."""
    fine = good()
    return {**_bad_data(fine), **_bad_reasons(fine), **_bad_numbers(fine)}


def _bad_data(fine: dict[str, Certificate]) -> dict[str, Certificate | str]:
    program, lasso, ball, root = (fine[f"M-{n}"] for n in ("bounds", "hero-lasso", "pursuit-within-a-ball", "P3-1"))
    third = edited(program, "witness.y.0", "1/3")
    empty = edited(edited(lasso, "witness.x", []), "claim.answer", [])
    return {
        "M.1-another-problem": edited(program, "claim.problem", "Q"),
        "M.1-a-problem-of-no-name": edited(program, "claim.problem", ["LP"]),
        "M.1-other-data": edited(program, "claim.data_sha256", "0" * 64, pin=False),
        "M.1-other-cost": edited(program, "witness.cost.0", "2", pin=False),
        "M.1-other-bounds": edited(program, "witness.upper.1", "4", pin=False),
        "M.1-more-rows": edited(program, "witness.matrix", [*program["witness"]["matrix"], ["0"] * 5]),
        "M.1-no-rows": edited(edited(edited(program, "witness.matrix", []), "witness.y", []), "witness.u", []),
        "M.1-no-columns": edited(empty, "witness.matrix", [[]] * 4),
        "M.1-ragged": edited(lasso, "witness.matrix.1", ["1"]),
        "M.1-short-cost": edited(program, "witness.cost", ["1"]),
        "M.1-short-lower-bounds": edited(program, "witness.lower", [None]),
        "M.1-short-upper-bounds": edited(program, "witness.upper", [None]),
        "M.1-cost-of-a-lasso": edited(lasso, "witness.cost", ["1"] * 5),
        "M.1-lower-bounds-of-a-lasso": edited(lasso, "witness.lower", ["0"] * 5),
        "M.1-upper-bounds-of-a-lasso": edited(lasso, "witness.upper", [None] * 5),
        "M.1-lambda-zero": edited(lasso, "claim.lambda", "0"),
        "M.1-lambda-negative": edited(root, "claim.lambda", "-1"),
        "M.1-lambda-of-a-program": edited(program, "claim.lambda", "2"),
        "M.1-lambda-of-a-program-below-one": edited(program, "claim.lambda", "1/2"),
        "M.1-lambda-of-a-pursuit": edited(ball, "claim.lambda", "2"),
        "M.1-eta-negative": edited(ball, "claim.eta", "-1/2"),
        "M.1-eta-of-a-program": edited(program, "claim.eta", "1/2"),
        "M.1-eta-of-a-lasso": edited(lasso, "claim.eta", "1/2"),
        "M.1-no-double": third,
        "M.1-one-bit-too-many": edited(program, "witness.cost.0", str(2**53 + 1)),
        "M.1-54-bits": edited(program, "witness.cost.0", str(2**54 + 1)),
        "M.1-too-small": edited(program, "witness.lower.1", "1*2^-1075"),
        "M.1-too-large": edited(program, "witness.upper.1", "1*2^1024"),
        "M.1-too-large-negative": edited(program, "witness.matrix.0.0", "-1*2^1024"),
        "M.1-lambda-no-double": edited(lasso, "claim.lambda", "1/10"),
        "M.1-eta-no-double": edited(ball, "claim.eta", "1/10"),
        "M.1-short-x": edited(program, "witness.x", ["1"]),
        "M.1-long-answer": edited(program, "claim.answer", ["1"] * 6),
        "M.1-short-x-and-answer": edited(edited(program, "witness.x", ["1"]), "claim.answer", ["1"]),
        "M.1-long-u": edited(program, "witness.u", [*program["witness"]["u"], "0"]),
        "M.1-short-u": edited(program, "witness.u", ["1"]),
        "malformed-bounds-of-a-program": edited(program, "witness.lower", None),
        "malformed-miss-digits": edited(program, "claim.answer.0", "9" * 20_001),
        "unsupported-long-answer": many_zeros(),
        "malformed-miss-long-x": edited(program, "witness.x.0", "1" + "0" * 20_000),
        "malformed-miss-rows": edited(program, "witness.rows.0", "0"),
        "malformed-miss-modulus": edited(program, "witness.modulus", "7"),
        "unsupported-large-miss": large(),
        "unsupported-miss-of-another-result": {**program, "result": "D"},
    }


def _bad_reasons(fine: dict[str, Certificate]) -> dict[str, Certificate | str]:
    program, ball, root = (fine[f"M-{n}"] for n in ("bounds", "pursuit-within-a-ball", "P3-1"))
    pursuit, kink = fine["M-negative-entry"], fine["M-lasso-at-a-kink"]
    corner, narrow = fine["M-lasso-pushed-beside-a-support"], fine["M-pursuit-outside-a-narrow-ball"]
    short = edited(edited(root, "witness.u", ["1/2"] * 4), "claim.lambda", "4")
    unit = edited(edited(edited(root, "witness.matrix", [["1"]]), "witness.y", ["1"]), "witness.u", ["1"])
    unit = edited(edited(edited(unit, "witness.x", ["1"]), "claim.answer", ["0"]), "claim.lambda", "1")
    long = edited(edited(unit, "witness.u", ["2"]), "claim.lambda", "2")
    flat = miss_certificate(exact_minimiser(LinearProgram.of([1, 2], [[1, 1], [0, 0]], [1, 0])), [ONE, ZERO])
    flat = edited(edited(flat, "witness.cost.1", "1"), "witness.rows", [0, 1])
    free = miss_certificate(exact_minimiser(LinearProgram.of([0], [[4]], [2], [None], [None])), [ONE])
    stay = edited(corner, "witness.push", ["0", "0"])
    return {
        "M.2-infeasible": edited(program, "witness.x.0", shifted(program["witness"]["x"][0])),
        "M.2-below-a-bound": edited(edited(program, "witness.x.2", "0"), "witness.x.3", "4"),
        "M.2-above-a-bound": edited(edited(program, "witness.x.1", "4"), "witness.x.2", "1"),
        "M.2-above-a-bound-alone": edited(program, "witness.upper.3", "1"),
        "M.2-below-a-bound-alone": edited(program, "witness.lower.3", "3"),
        "M.2-pursuit": edited(pursuit, "witness.x.1", "0"),
        "M.2-outside-the-ball": edited(ball, "claim.eta", "1/4"),
        "M.3-too-large": edited(pursuit, "witness.u.0", "1"),
        "M.3-too-large-negative": edited(pursuit, "witness.u.0", "-1"),
        "M.3-unit-dual-vector": unit,
        "M.3-unit-dual-vector-of-four": short,
        "M.3-long-dual-vector": long,
        "M.4-not-at-the-lower-bound": edited(program, "witness.cost.2", "100"),
        "M.4-cost-below-at-a-lower-bound": edited(program, "witness.cost.4", "-100"),
        "M.4-cost-below": edited(program, "witness.cost.1", "100"),
        "M.4-cost-above": edited(program, "witness.cost.2", "-100"),
        "M.4-pushed-to-no-bound": edited(free, "witness.u.0", "1"),
        "M.4-pulled-to-no-bound": edited(free, "witness.u.0", "-1"),
        "M.4-a-positive-entry": edited(edited(pursuit, "witness.u.0", "1/4"), "witness.x", ["1", "0"]),
        "M.4-a-negative-entry": edited(edited(pursuit, "witness.matrix.0.1", "2"), "witness.y.0", "-1"),
        "M.4-no-residual-of-the-dual-vector": edited(ball, "witness.x", ["1", "0", "0"]),
        "M.4-against-the-residual": against(),
        "M.4-farthest-point-of-the-ball": edited(narrow, "witness.x.0", "5/4"),
        "M.4-lasso-beside-the-residual": edited(fine["M-lasso-zero"], "witness.u.0", "1/2"),
        "M.4-lasso-below-the-residual": edited(fine["M-lasso-zero"], "witness.u.0", "-1/2"),
        "M.4-square-root-with-a-residual": edited(edited(root, "witness.x", ["0"] * 6), "witness.u", ["0"] * 4),
        "M.5-push-of-a-program": edited(program, "witness.push", ["0", "0"]),
        "M.5-short-push": edited(corner, "witness.push", ["0"]),
        "M.5-long-push": edited(corner, "witness.push", [*corner["witness"]["push"], "1"]),
        "M.5-push-to-the-other-side": edited(kink, "witness.push", ["1"]),
        "M.5-push-of-the-support": edited(corner, "witness.push", ["-1", "-1"]),
        "M.5-too-few-rows": edited(program, "witness.rows", program["witness"]["rows"][:1]),
        "M.5-too-many-rows": edited(program, "witness.rows", [*program["witness"]["rows"], 0]),
        "M.5-no-such-row": edited(program, "witness.rows.0", 2),
        "M.5-negative-row": edited(program, "witness.rows.0", -1),
        "M.5-modulus-one": edited(program, "witness.modulus", 1),
        "M.5-modulus-zero": edited(program, "witness.modulus", 0),
        "M.5-modulus-negative": edited(program, "witness.modulus", -7),
        "M.5-rows-without-a-push": edited(kink, "witness.push", None),
        "M.5-push-on-a-negative-side": sideways(),
        "M.5-as-many-rows-as-columns": edited(sideways(), "witness.rows", [0, 0, 0]),
        "M.4-inside-the-ball": edited(
            missed(L1Problem.of("P1", [[1, 0]], ["5/4"], eta=HALF), [1, 0], ["3/4", 0]), "witness.x", ["1", "0"]
        ),
        "M.6-two-minimisers": flat,
        "M.6-dependent-columns": doubled([[1, 3], [2, 6]]),
        "M.6-dependent-columns-the-larger-first": doubled([[2, 4], [1, 2]]),
        "M.5-one-row-twice": edited(program, "witness.rows", [program["witness"]["rows"][0]] * 2),
        "M.6-minor-divisible-by-the-modulus": edited(divisible(), "witness.modulus", 3),
        "M.6-pivot-no-unit": edited(divisible(), "witness.modulus", 6),
        "M.6-sum-of-rows": dependent(),
        "M.6-sum-of-rows-modulo-101": edited(dependent(), "witness.modulus", 101),
        "M.5-push-that-does-not": edited(stay, "witness.rows", [0, 1, 0]),
    }


def _bad_numbers(fine: dict[str, Certificate]) -> dict[str, Certificate | str]:
    program, ball, root = (fine[f"M-{n}"] for n in ("bounds-violated", "pursuit-outside-a-ball", "P3-1"))
    near = fine["M-pursuit-within-a-ball"]
    return {
        "M.7-distance": edited(program, "claim.distance", shifted(program["claim"]["distance"], TINY)),
        "M.7-another-answer": edited(program, "claim.answer.0", shifted(program["claim"]["answer"][0], TINY)),
        "M.7-long-distance": edited(program, "claim.distance", "9" * 20_000),
        "M.8-excess": edited(program, "claim.excess.0", shifted(program["claim"]["excess"][0], TINY)),
        "M.8-root-in-the-excess": edited(program, "claim.excess.1", "1"),
        "M.8-no-root-in-the-excess": edited(root, "claim.excess.1", "0"),
        "M.8-excess-of-one": edited(program, "claim.excess", program["claim"]["excess"][:1]),
        "M.8-violation": edited(program, "claim.violation.0", shifted(program["claim"]["violation"][0], -TINY)),
        "M.8-violation-of-a-ball": edited(ball, "claim.violation", ["0", "0"]),
        "M.8-no-violation-of-a-ball": edited(near, "claim.violation", ["-1/2", "1/9"]),
        "M.8-violation-of-none": edited(root, "claim.violation", ["1", "0"]),
    }


def many_zeros() -> Certificate:
    """A pursuit of zeros, and an answer of many entries, one of which is long."""
    size = 2500
    body = missed(L1Problem.of("P1", [[1]], [0]), [0])
    for place in ("witness.matrix.0", "witness.x", "claim.answer"):
        body = edited(body, place, ["0"] * size)
    return edited(body, "claim.answer.0", f"1/{3**8000}{3**8000}{3**8000}{3**8000}{3**8000}1")


def sideways() -> Certificate:
    """A LASSO with a line of minimisers, along which a push would have to be from the other side."""
    body = missed(L1Problem.of("P2", [[1], [0]], ["3/2", 0], 1), [1])
    body = edited(edited(body, "witness.matrix", [["1", "1", "-1"], ["0", "1", "1"]]), "witness.push", ["0", "-1"])
    body = edited(edited(body, "witness.x", ["1", "0", "0"]), "claim.answer", ["1", "0", "0"])
    return edited(body, "witness.rows", [0])


def doubled(rows: list[list[int]]) -> Certificate:
    """A program of no cost, without bounds above, at (1, 1), with two columns of which one is a multiple."""
    body = missed(LinearProgram.of([0, 0], [[1, 0], [0, 1]], [1, 1]), [1, 1])
    body = edited(body, "witness.matrix", [[str(v) for v in row] for row in rows])
    return edited(edited(body, "witness.y", [str(sum(row)) for row in rows]), "witness.rows", [0, 1])


def divisible() -> Certificate:
    """A program with the minor 9."""
    return missed(LinearProgram.of([1], [[9]], [9]), [0])


def dependent() -> Certificate:
    """A program whose third row has become the sum of the other two, so that its feasible points are a line."""
    body = missed(square([[2, -3, 5], [7, 11, -13], [9, 8, -9]]), [0] * 3)
    body = edited(edited(body, "witness.matrix.2.2", "-8"), "witness.y.2", "9")
    body = edited(edited(body, "witness.cost.2", "-16"), "witness.rows", [0, 1, 2])
    return edited(body, "witness.u", ["1"] * 3)


def against() -> Certificate:
    """A pursuit whose dual vector is the residual with the other sign."""
    body = missed(L1Problem.of("P1", [[1, 0, 0], [0, 1, 0]], [1, 0], eta=HALF), [0, 0, 0], ["1/2", 0, 0])
    return edited(body, "witness.u.0", "-1")


def large() -> Certificate:
    """A program of many numbers, some of them long, that would have to be multiplied."""
    size = 140
    body = missed(LinearProgram.of([0], [[1]], [1]), [0])
    body = edited(
        body, "witness.matrix", [["1*2^1023", "1*2^-1074"] + ["0"] * (size - 2)] + [["0"] * size] * (size - 1)
    )
    for key, value in (("y", "0"), ("u", "0"), ("cost", "0"), ("lower", None), ("upper", None)):
        body = edited(body, f"witness.{key}", [value] * size)
    body = edited(body, "witness.x", [f"1/{10**3980 + 2 * j + 1}" if j < 7 else "0" for j in range(size)])
    return edited(body, "claim.answer", ["0"] * size)
