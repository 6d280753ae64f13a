"""C0, D: the minimisers are what the formulas say, shown by dual vectors and by comparison with other points."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from constructions.inverse_problems import InverseProblem, digits_family
from constructions.linear_programs import linear_program_family
from constructions.optimality import duality, optimality
from theory.exact import BarriersError

Q2 = ((Fraction(3, 5), Fraction(4, 5)), (Fraction(-4, 5), Fraction(3, 5)))
Q2_FLIP = ((Fraction(5, 13), Fraction(12, 13)), (Fraction(12, 13), Fraction(-5, 13)))


@st.composite
def problems(draw: st.DrawFn) -> InverseProblem:
    kind, m = draw(st.sampled_from(["P1", "P2", "P3"])), draw(st.integers(1, 3))
    lam = draw(st.fractions(Fraction(1, 50), 1, max_denominator=50))
    eta = draw(st.fractions(0, Fraction(49, 50), max_denominator=50))
    q = draw(st.sampled_from([None, Q2, Q2_FLIP])) if m == 2 else None
    return InverseProblem(kind, lam, eta, m, m + 1 + draw(st.integers(0, 2)), q)


entries = st.fractions(Fraction(21, 20), 9, max_denominator=40)


def cost_is_less(problem: InverseProblem, data: object, x: list[Fraction], than: list[Fraction]) -> bool:
    """Decide, from the definition, that x costs less than another vector (P1: or is feasible alone)."""
    matrix, y = data  # type: ignore[misc]

    def parts(v: list[Fraction]) -> tuple[Fraction, Fraction]:
        residual = [b - sum(a * w for a, w in zip(row, v, strict=True)) for row, b in zip(matrix, y, strict=True)]
        return sum(map(abs, v), Fraction(0)), sum((r * r for r in residual), Fraction(0))

    (one, square), (other, its) = parts(x), parts(than)
    if problem.kind == "P1":
        return square <= problem.eta**2 and (its > problem.eta**2 or one < other)
    if problem.kind == "P2":
        return problem.lam * one + square < problem.lam * other + its
    assert square == 0  # then P3 asks for lam * (one - other) < sqrt(its)
    difference = problem.lam * (one - other)
    return difference < 0 or difference**2 < its


@pytest.mark.result("C0")
@given(problems(), entries, entries, st.lists(st.fractions(-2, 2, max_denominator=9), min_size=6, max_size=6))
def test_the_formula_is_the_unique_minimiser(
    problem: InverseProblem, alpha: Fraction, beta: Fraction, moves: list[Fraction]
) -> None:
    assume(alpha != beta)
    data, (x,) = problem.data(alpha, beta), problem.minimiser(alpha, beta)
    found = optimality(problem, data, x)
    assert found.optimal
    assert found.unique
    other = [v + w for v, w in zip(x, moves, strict=False)]
    if other != list(x):
        assert cost_is_less(problem, data, list(x), other)


@pytest.mark.result("C0")
@given(problems(), entries, st.fractions(Fraction(1, 9), Fraction(8, 9), max_denominator=9))
def test_with_equal_entries_the_whole_segment_is_optimal_and_nothing_is_unique(
    problem: InverseProblem, alpha: Fraction, t: Fraction
) -> None:
    data, ends = problem.data(alpha, alpha), problem.minimiser(alpha, alpha)
    assert len(ends) == 2
    middle = [a + t * (b - a) for a, b in zip(*ends, strict=True)]
    for x in (*ends, middle):
        assert optimality(problem, data, x).optimal
        assert not optimality(problem, data, x).unique


@pytest.mark.result("C0")
@given(problems(), entries, entries, st.sampled_from([Fraction(1, 10**6), Fraction(-1, 10**6), Fraction(1, 3)]))
def test_a_vector_that_is_off_is_not_shown_to_be_optimal(
    problem: InverseProblem, alpha: Fraction, beta: Fraction, off: Fraction
) -> None:
    assume(alpha != beta)
    data, (x,) = problem.data(alpha, beta), problem.minimiser(alpha, beta)
    assert not optimality(problem, data, [v * (1 + off) for v in x]).optimal
    swapped = [x[1], x[0], *x[2:]]
    assert not optimality(problem, data, swapped).optimal


@pytest.mark.result("C0")
def test_the_zero_vector_is_refused() -> None:
    problem = InverseProblem("P3")
    with pytest.raises(BarriersError, match="not zero"):
        optimality(problem, problem.data(Fraction(3), Fraction(2)), [Fraction(0)] * 2)


@pytest.mark.result("C0", "C1")
@pytest.mark.parametrize("kind", ["P1", "P2", "P3"])
@pytest.mark.parametrize("lam", [Fraction(1), Fraction(1, 7)])
@pytest.mark.parametrize("eta", [Fraction(0), Fraction(99, 100)])
@pytest.mark.parametrize("digits", [2, 3, 8])
def test_the_families_of_c1_have_minimisers_of_the_right_size(
    kind: str, lam: Fraction, eta: Fraction, digits: int
) -> None:
    problem = InverseProblem(kind, lam, eta)
    for weak, places in ((False, digits), (True, digits - 1)):
        family = digits_family(problem, digits, weak=weak)
        size = problem.coefficient(problem.entry(places)) * 10**places
        assert size**2 > 2
        assert size < 2
        for n in (family.first, family.first + 5):
            family.check(n, Fraction(1, 10**digits))
            for branch in (1, 2):
                exact = [Fraction(0)] * 2
                exact[branch - 1] = size / 10**places
                assert family.member(branch, n).distance(exact).high == 0


@pytest.mark.result("D")
@given(entries, entries, st.fractions(Fraction(1, 9), 5, max_denominator=9), st.integers(1, 3), st.integers(0, 2))
def test_linear_programs_are_solved_by_duality(
    alpha: Fraction, beta: Fraction, y1: Fraction, m: int, more: int
) -> None:
    columns, top = m + 2 + more, max(alpha, beta)
    matrix = [[alpha, beta, Fraction(-1), *[Fraction(0)] * (columns - 3)]]
    matrix += [[Fraction(int(j == i + 2)) for j in range(columns)] for i in range(1, m)]
    y = [y1] + [Fraction(0)] * (m - 1)
    x = [Fraction(0)] * columns
    x[0 if alpha >= beta else 1] = y1 / top
    u = [1 / top] + [Fraction(0)] * (m - 1)
    assert duality(matrix, y, x, u)
    assert not duality(matrix, y, [v * 2 for v in x], u)
    assert not duality(matrix, y, x, [v * 2 for v in u])
    if alpha != beta:
        wrong = [Fraction(0)] * columns
        wrong[1 if alpha > beta else 0] = y1 / min(alpha, beta)
        assert not duality(matrix, y, wrong, u)


@pytest.mark.result("D")
@pytest.mark.parametrize("norm", ["1", "2", "inf"])
def test_the_linear_programs_form_a_fork(norm: str) -> None:
    family = linear_program_family(norm, alpha="3/2", y1=2, m=2, columns=5)
    family.check(7, Fraction(1, 10))
    one, two = family.member(1, 7), family.member(2, 7)
    corner = [Fraction(4, 3)] + [Fraction(0)] * 4
    assert one.distance(corner).high == family.limit.distance(corner).high == 0
    assert two.distance(corner).low == family.kappa
