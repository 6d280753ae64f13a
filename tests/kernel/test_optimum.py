"""C0, C1, D: what the kernel accepts as a minimiser is one, for data of any shape; wrong claims are not accepted."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from constructions.certificates import canonical, minimiser_certificate, separation_certificate
from constructions.optimality import Solution
from proofs_check import kernel
from tests.certificates.editing import Certificate, edited
from theory.exact import BarriersError, rational, write_rational

ZERO, ONE = Fraction(0), Fraction(1)
UNIT = {1: (ONE,), 2: (Fraction(-3, 5), Fraction(4, 5)), 3: (Fraction(2, 3), Fraction(-1, 3), Fraction(2, 3))}
"""Directions of length 1 by dimension."""
small = st.fractions(-3, 3, max_denominator=6)
Vector = Sequence[Fraction]


def dot(u: Vector, v: Vector) -> Fraction:
    return sum((a * b for a, b in zip(u, v, strict=True)), ZERO)


@st.composite
def solutions(draw: st.DrawFn) -> Solution:
    """Start from a dual vector: A at random, x supported on tight columns, y what the conditions then ask for."""
    kind, m, columns = draw(st.sampled_from(["P1", "P2", "P3", "LP"])), draw(st.integers(1, 3)), draw(st.integers(1, 4))
    matrix = [[draw(small) for _ in range(columns)] for _ in range(m)]
    along = [dot(column, UNIT[m]) for column in zip(*matrix, strict=True)]
    largest = max(along) if kind == "LP" else max(map(abs, along))
    assume(largest > 0)
    length = draw(st.sampled_from([ONE, Fraction(1, 2)])) if kind in ("P2", "P3") else 1 / largest
    tight = [c == largest or (kind != "LP" and c == -largest) for c in along]
    x = [
        draw(st.sampled_from([ZERO, ONE, Fraction(2, 7)])) * (1 if c > 0 else -1) * t
        for c, t in zip(along, tight, strict=True)
    ]
    eta = draw(st.sampled_from([ZERO, Fraction(1, 2)])) if kind == "P1" else ZERO
    residual = {"P1": eta, "P2": length / 2}.get(kind, ZERO)
    y = [dot(row, x) + residual * e for row, e in zip(matrix, UNIT[m], strict=True)]
    u = tuple(length * e for e in UNIT[m])
    return Solution(kind, length * largest, eta, tuple(map(tuple, matrix)), tuple(y), tuple(x), u)


def admitted(problem: Solution, z: Vector) -> bool:
    residual = [b - dot(row, z) for row, b in zip(problem.matrix, problem.y, strict=True)]
    if problem.kind in ("P2", "P3"):
        return True
    return dot(residual, residual) <= problem.eta**2 and (problem.kind == "P1" or min(z) >= 0)


def less(problem: Solution, z: Vector, x: Vector) -> bool:
    """Decide from the definition that the cost of z is less than that of x; both are admitted."""

    def parts(v: Vector) -> tuple[Fraction, Fraction]:
        residual = [b - dot(row, v) for row, b in zip(problem.matrix, problem.y, strict=True)]
        return problem.lam * sum(map(abs, v), ZERO), dot(residual, residual)

    (one, s), (other, t) = parts(z), parts(x)
    if problem.kind in ("P1", "LP"):
        return one < other
    if problem.kind == "P2":
        return one + s < other + t
    c = other - one  # P3: sqrt(s) < c + sqrt(t)
    if c >= 0:
        return s - c * c - t < 0 or (s - c * c - t) ** 2 < 4 * c * c * t
    return t - s - c * c > 0 and 4 * c * c * s < (t - s - c * c) ** 2


def verdict(certificate: Certificate) -> str:
    return kernel.check_bytes(canonical(certificate).encode()).verdict


def is_unique(found: Solution) -> Certificate | None:
    try:
        certificate = minimiser_certificate(found)
    except BarriersError:
        return None
    return certificate if verdict(certificate) == "accepted" else None


@pytest.mark.result("C0", "D")
@given(solutions(), st.lists(small, min_size=4, max_size=4), st.sampled_from([ONE, Fraction(1, 1000)]))
def test_no_point_costs_less_than_a_certified_minimiser_and_none_the_same_if_it_is_the_only_one(
    found: Solution, moves: list[Fraction], scale: Fraction
) -> None:
    assert verdict(minimiser_certificate(found, unique=False)) == "accepted"
    z = [v + scale * w for v, w in zip(found.x, moves, strict=False)]
    assert admitted(found, found.x)
    if admitted(found, z):
        assert not less(found, z, found.x)
        assert z == list(found.x) or less(found, found.x, z) or not is_unique(found)


@pytest.mark.result("C0", "D")
@given(solutions(), st.data())
def test_a_point_that_costs_more_is_not_accepted(found: Solution, chooser: st.DataObject) -> None:
    z = [chooser.draw(small) for _ in found.x]
    assume(z != list(found.x))
    claimed = edited(minimiser_certificate(found, unique=False), "claim.x", [write_rational(v) for v in z])
    if verdict(claimed) == "accepted":
        assert admitted(found, z)
        assert not less(found, found.x, z)


@pytest.mark.result("C1", "D")
@given(solutions(), st.fractions(Fraction(1, 100), Fraction(1, 2)), st.sampled_from(["1", "2", "inf"]))
def test_a_separation_claims_the_distance_of_the_minimisers_and_no_larger_level(
    found: Solution, factor: Fraction, norm: str
) -> None:
    """The data move by y, the answer by x: a separation if x is so much larger that an accuracy fits in between."""
    assume(is_unique(found) and any(found.x))
    y, x = (tuple(v * (1 - factor) for v in vector) for vector in (found.y, found.x))
    near = Solution(found.kind, found.lam, found.eta, found.matrix, y, x, found.u)
    assume(is_unique(near) and max(abs(a - b) for a, b in zip(found.y, y, strict=True)) <= 1)
    off = [factor * abs(v) for v in found.x]
    apart = {"1": sum(off, ZERO), "2": dot(off, off), "inf": max(off)}[norm]
    accuracy = max(off) / 2 * Fraction(999, 1000)
    try:
        certificate = separation_certificate(found, near, accuracy, norm)
    except BarriersError:
        assert max(abs(a - b) for a, b in zip(found.y, y, strict=True)) * 2 >= accuracy
        return
    assert verdict(certificate) == "accepted"
    assert (
        verdict(edited(certificate, "claim.accuracy", write_rational(Fraction(1, 2 ** certificate["claim"]["level"]))))
        == "rejected"
    )
    assert verdict(edited(certificate, "claim.accuracy", write_rational(max(apart, ONE)))) == "rejected"
    level, distance = certificate["claim"]["level"], rational(certificate["claim"]["distance"])
    assert verdict(edited(certificate, "claim.level", level + 1)) == "rejected"
    assert verdict(edited(certificate, "claim.distance", write_rational(distance * 2))) == "rejected"
    assert distance == apart


@pytest.mark.result("C1", "D")
def test_inputs_of_different_problems_or_far_apart_are_no_separation() -> None:
    one = Solution("P3", ONE, ZERO, ((ONE * 4,),), (ONE,), (ONE / 4,), (ONE / 4,))
    far = Solution("P3", ONE, ZERO, ((ONE * 4,),), (ONE * 3,), (ONE * 3 / 4,), (ONE / 4,))
    other = Solution("P1", ONE, ZERO, ((ONE * 4,),), (ONE,), (ONE / 4,), (ONE / 4,))
    for pair in ((one, one), (one, far), (one, other)):
        with pytest.raises(BarriersError, match="two different inputs of the same problem"):
            separation_certificate(*pair, ONE / 100)
    near = Solution("P3", ONE, ZERO, ((ONE * 4,),), (ONE * 9 / 8,), (ONE * 9 / 32,), (ONE / 4,))
    for accuracy in (ONE / 1000, ONE / 64, ONE / 8, ONE):
        with pytest.raises(BarriersError, match="the data move about as much as the answer"):
            separation_certificate(one, near, accuracy)
    with pytest.raises(BarriersError, match="not injective"):
        Solution("P1", ONE, ZERO, ((ONE, ONE),), (ONE,), (ONE / 2, ONE / 2), (ONE,)).left_inverse()
