"""Exact minimisers of P1 and P3 are those that going through all supports and signs finds; several are told."""

from __future__ import annotations

import random
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from constructions.certificates import canonical
from constructions.trust.grams import Gram
from constructions.trust.pieces import independent_rows, piece, sign_with_root
from constructions.trust.roots import Apart, NotShown, Rooted, RootProblem, SeveralRooted, root_certificate, rooted
from proofs_check import kernel
from tests.constructions.trust.enumeration import minimisers, point, root_of
from theory.exact import BarriersError

pytestmark = pytest.mark.result("T0")
SEEDS = st.integers(0, 2**32)
ZERO, ONE, HALF = Fraction(0), Fraction(1), Fraction(1, 2)


def accepted(found: Rooted | Apart) -> bool:
    said = kernel.check_bytes(canonical(root_certificate(found)).encode())
    return said.verdict == "accepted"


def expected(problem: RootProblem) -> set[Any]:
    columns = [column.fractions for column in problem.columns]
    return minimisers(problem.kind, columns, problem.y.fractions, problem.lam, problem.eta)


def random_problem(draw: random.Random) -> RootProblem:
    m, n, over = draw.randint(1, 4), draw.randint(1, 4), draw.choice([1, 1, 2])
    rows = [[Fraction(draw.randint(-3, 3), over) for _ in range(n)] for _ in range(m)]
    y = [Fraction(draw.randint(-4, 4)) for _ in range(m)]
    if draw.random() < 0.5:
        return RootProblem.of("P1", rows, y, eta=Fraction(draw.randint(0, 8), draw.choice([1, 2, 4])))
    return RootProblem.of("P3", rows, y, lam=Fraction(draw.randint(1, 8), draw.choice([4, 8, 20])))


@settings(max_examples=max(200, settings.default.max_examples))
@given(SEEDS)
def test_the_minimiser_is_the_one_that_all_supports_and_signs_give(seed: int) -> None:
    problem = random_problem(random.Random(seed))
    everything = expected(problem)
    try:
        found = rooted(problem)
    except SeveralRooted:
        assert len(everything) > 1
        return
    assert accepted(found)
    if isinstance(found, Apart):
        assert not everything
    else:
        assert everything == {point(problem.size, found.support, found.a, found.b, found.square)}


@given(SEEDS)
def test_a_column_that_is_nearly_a_copy_does_not_disturb(seed: int) -> None:
    draw = random.Random(seed)
    problem = random_problem(draw)
    rows = [list(row) for row in zip(*(column.fractions for column in problem.columns), strict=True)]
    near = [[*row, row[0] + Fraction(draw.randint(-2, 2), 2**60)] for row in rows]
    twins = RootProblem.of(problem.kind, near, problem.y.fractions, lam=problem.lam, eta=problem.eta)
    everything = expected(twins)
    try:
        found = rooted(twins)
    except SeveralRooted:
        assert len(everything) > 1
        return
    assert accepted(found)
    assert isinstance(found, Apart) == (not everything)


@pytest.mark.parametrize("kind", ["P1", "P3"])
def test_of_two_columns_that_are_alike_none_is_named(kind: str) -> None:
    parameters = {"P1": {"eta": HALF}, "P3": {"lam": HALF}}[kind]
    problem = RootProblem.of(kind, [[1, 1, 0], [0, 0, 1]], [2, 1], **parameters)
    assert len(expected(problem)) > 1
    with pytest.raises(SeveralRooted, match="more than one minimiser"):
        rooted(problem)


def test_where_steps_run_out_it_is_open_which_the_minimiser_is() -> None:
    """Floats do not see this column, and suggest to begin at 0."""
    problem = RootProblem.of("P1", [[Fraction(1, 2**1100)]], [1], eta=HALF)
    with pytest.raises(NotShown, match="it is open which the minimiser is: 0 steps"):
        rooted(problem, steps=0)
    assert accepted(rooted(problem))


def test_a_residual_that_grows_as_fast_as_its_penalty_leaves_a_segment() -> None:
    """Of min |z| + |z - 2| all z from 0 to 2 are minimisers."""
    with pytest.raises(SeveralRooted):
        rooted(RootProblem.of("P3", [[1]], [2]))
    for lam in (1 - Fraction(1, 2**90), 1 + Fraction(1, 2**90)):
        assert accepted(rooted(RootProblem.of("P3", [[1]], [2], lam=lam)))


def test_columns_alike_that_do_not_fit_are_pushed_away() -> None:
    rows = [[1, 0, 0, 0], [0, "3/4", "3/4", "-3/4"]]
    found = rooted(RootProblem.of("P1", rows, [7, 4], eta=5))
    assert isinstance(found, Rooted)
    assert (found.support, found.square, len(found.rows)) == ((0,), 9, 1)
    assert found.pushed is not None
    assert accepted(found)
    wide = RootProblem.of("P3", [*rows, [0, 0, 0, 0]], [7, 4, 12], lam="3/13")
    other = rooted(wide)
    assert isinstance(other, Rooted)
    assert other.pushed is not None
    assert accepted(other)


@pytest.mark.parametrize("bits", [0, 10, 100, 1000])
def test_the_smaller_eta_is_the_smaller_is_t(bits: int) -> None:
    problem = RootProblem.of("P1", [[3, 1, -1], [0, 1, 1]], [3, 0], eta=Fraction(1, 2**bits))
    found = rooted(problem)
    assert isinstance(found, Rooted)
    assert 0 < found.square <= 9 * problem.eta**2
    assert accepted(found)


def test_at_t_zero_another_dual_vector_may_be_needed() -> None:
    """The least dual vector, to which residuals over t tend, ties a column; its minor has fewer rows than columns."""
    seen = set()
    for seed in range(400):
        draw = random.Random(seed)
        rows = [[draw.randint(-2, 2) for _ in range(4)] for _ in range(2)]
        x = [draw.randint(-1, 1), 0, 0, 0]
        y = [sum(a * v for a, v in zip(row, x, strict=True)) for row in rows]
        problem = RootProblem.of("P1", rows, y) if draw.random() < 0.5 else RootProblem.of("P3", rows, y, lam="1/9")
        try:
            found = rooted(problem)
        except SeveralRooted:
            continue
        assert isinstance(found, Rooted)
        assert found.square == 0
        assert accepted(found)
        if found.dual is not None:
            ties = [sum((a * v for a, v in zip(c.fractions, found.dual, strict=True)), ZERO) for c in problem.columns]
            seen.add(sum(abs(v) == 1 for v in ties) - len(found.support))
    assert seen >= {0, 1}


def test_lambda_at_which_zero_stops_being_the_minimiser() -> None:
    """<A_0, y> = 3 and ||y||_2 = 5."""
    for lam, size in (("3/5", 0), ("2999/5000", 1), ("3001/5000", 0)):
        found = rooted(RootProblem.of("P3", [[1], [0]], [3, 4], lam=lam))
        assert isinstance(found, Rooted)
        assert len(found.support) == size
        assert accepted(found)


def test_nothing_is_feasible_just_below_the_least_residual() -> None:
    for eta, kind in ((Fraction(1) - Fraction(1, 2**90), Apart), (ONE, Rooted)):
        found = rooted(RootProblem.of("P1", [[1, 2], [0, 0]], [1, 1], eta=eta))
        assert isinstance(found, kind)
        assert accepted(found)


@pytest.mark.parametrize("kind", ["P1", "P3"])
@pytest.mark.parametrize("seed", [0, 1])
def test_problems_of_doubles_are_solved_and_certified(kind: str, seed: int) -> None:
    draw = np.random.default_rng(seed)
    matrix = draw.standard_normal((15, 40))
    y = matrix[:, :3] @ np.array([3.0, -2.0, 1.0]) + 0.1 * draw.standard_normal(15)
    told: list[str] = []
    problem = RootProblem.of(kind, matrix, y, **{"P1": {"eta": 0.25}, "P3": {"lam": 0.8}}[kind])
    found = rooted(problem, told=told.append)
    assert isinstance(found, Rooted)
    assert accepted(found)
    assert told[0].startswith("guess 1 of the threshold: ")
    assert len(told) < 40
    assert all(high - low < Fraction(1, 2**40) for low, high in found.enclosed())
    assert all((low > 0) == (s > 0) for (low, _), s in zip(found.enclosed(), found.signs, strict=True))


@pytest.mark.parametrize(
    ("kind", "parameters", "message"),
    [
        ("P2", {}, "P1 and P3, got 'P2'"),
        ("P1", {"eta": -1}, "eta >= 0"),
        ("P1", {"lam": 2}, "no lambda"),
        ("P3", {"lam": 0}, "lambda > 0"),
        ("P3", {"eta": 1}, "no eta"),
    ],
)
def test_other_problems_and_parameters_are_refused(kind: str, parameters: dict[str, Any], message: str) -> None:
    with pytest.raises(BarriersError, match=message):
        RootProblem.of(kind, [[1]], [1], **parameters)


def test_problems_and_answers_say_what_they_are() -> None:
    problem = RootProblem.of("P1", [[1, 0], [0, 1]], [2, 0], eta=HALF, names=("a", "b"))
    assert (str(problem), problem.names) == ("<RootProblem: P1, 2 x 2>", ("a", "b"))
    assert str(rooted(problem)) == "<Rooted: P1, 2 x 2, 1 entries that are not 0>"
    assert str(rooted(RootProblem.of("P1", [[1], [0]], [0, 1]))) == "<Apart: P1, 2 x 1, nothing is feasible>"


@given(
    st.fractions(-50, 50, max_denominator=50),
    st.fractions(-50, 50, max_denominator=50),
    st.fractions(0, 9, max_denominator=50),
)
def test_the_sign_of_a_number_with_a_root_is_that_between_rationals(p: Fraction, q: Fraction, root: Fraction) -> None:
    square = root**2
    value = p + q * root
    assert root_of(square) == root
    if root:
        assert sign_with_root(p, q, square) == (value > 0) - (value < 0)
    small = p + q / 10**9
    assert sign_with_root(p, q, ZERO) == (small > 0) - (small < 0)


def test_a_piece_is_left_at_its_knots() -> None:
    """Of min 2t(|x| + |z|) + (x - 2)^2 + (z - 1)^2 both are 0 from t = 2 on, z from t = 1 on."""
    gram = Gram(RootProblem.of("P1", [[1, 0], [0, 1]], [2, 1]).at(ONE))
    assert piece(gram, [0, 1], [1, 1]).knots(HALF) == (0, 1)
    assert piece(gram, [0], [1]).knots(Fraction(3, 2)) == (1, 2)
    assert piece(gram, [], []).knots(Fraction(3)) == (2, None)
    assert piece(gram, [0], [1]).knots(ONE) == (1, 1)


def test_a_minor_is_sought_modulo_other_primes_too() -> None:
    prime = 2**31 - 1
    assert independent_rows([(prime, 0), (0, prime)]) == ((0, 1), 2**59 - 55)
    assert independent_rows([(1, 2), (2, 4)]) is None
