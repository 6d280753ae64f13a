"""Problems of the LASSO class are the rationals that they are, and scikit-learn's objective is theirs."""

from __future__ import annotations

import random
import struct
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from constructions.blocks import Block
from constructions.trust.regressions import Radii, Regression, column_blocks
from tests.constructions.trust.supports import Q
from theory.exact import BarriersError

pytestmark = pytest.mark.result("T0")


def objective(problem: Regression, x: list[Fraction]) -> Fraction:
    """The objective, by definition."""
    rest = list(problem.y.fractions)
    for column, v in zip(problem.columns, x, strict=True):
        rest = [r - v * a for r, a in zip(rest, column.fractions, strict=True)]
    weights = problem.row_weights.fractions if problem.row_weights else (Q(1),) * problem.rows
    columns = zip(problem.thresholds, problem.ridge, x, strict=True)
    square = sum((w * r * r for w, r in zip(weights, rest, strict=True)), Q(0))
    return square + sum((2 * t * abs(v) + mu * v * v for t, mu, v in columns), Q(0))


@given(st.lists(st.integers(0, 2**64 - 1), min_size=1, max_size=6))
def test_arrays_of_doubles_are_the_rationals_of_their_bits(words: list[int]) -> None:
    values = [struct.unpack("<d", struct.pack("<Q", word))[0] for word in words]
    values = [v for v in values if np.isfinite(v)] or [5e-324]
    assert column_blocks(np.array([[v] for v in values])) == (Block.of(values),)
    assert column_blocks(np.array([[-v / 3] for v in values])) == (Block.of([-v / 3 for v in values]),)


@pytest.mark.parametrize("bad", [np.inf, -np.inf, np.nan])
def test_no_infinity_is_a_number(bad: float) -> None:
    with pytest.raises(BarriersError, match="finite"):
        Regression.lasso(np.array([[1.0, bad]]), [1], 1)
    with pytest.raises(BarriersError, match="finite"):
        Regression.lasso([[1.0]], np.array([bad]), 1)


def test_the_objective_of_scikit_learn_is_a_multiple_of_ours() -> None:
    """(1/2m) sum_a w_a (y - Xw - b)_a^2 + alpha rho |w|_1 + alpha (1 - rho)/2 |w|^2, sum of weights m, times 2m."""
    draw = random.Random(1)
    for _ in range(20):
        m, n = draw.randint(1, 4), draw.randint(1, 3)
        x = [[draw.randint(-5, 5) for _ in range(n)] for _ in range(m)]
        y = [draw.randint(-5, 5) for _ in range(m)]
        given_weights = [draw.randint(1, 4) for _ in range(m)]
        weights = draw.choice((None, given_weights))
        alpha, rho = Q(draw.randint(0, 9), 4), Q(draw.randint(0, 4), 4)
        problem = Regression.scikit(x, y, alpha, l1_ratio=rho, sample_weight=weights)
        assert problem.intercepts == (n,)
        w = [Q(draw.randint(-3, 3), 2) for _ in range(n)]
        b = Q(draw.randint(-3, 3), 2)
        shares = [Q(v * m, sum(weights)) for v in weights] if weights else [Q(1)] * m
        rest = [yy - b - sum((u * v for u, v in zip(row, w, strict=True)), Q(0)) for row, yy in zip(x, y, strict=True)]
        theirs = sum((v * r * r for v, r in zip(shares, rest, strict=True)), Q(0)) / (2 * m)
        theirs += alpha * rho * sum(map(abs, w)) + alpha * (1 - rho) / 2 * sum(v * v for v in w)
        assert objective(problem, [*w, b]) == 2 * m * theirs


def test_hypotheses_are_validated() -> None:
    cases: list[tuple[tuple[object, ...], str]] = [
        (([[1], [2]], [1], 1), "entries"),
        (([[1]], [1], -1), "threshold"),
        (([[1]], [1], 1, -1), "ridge"),
        (([[1]], [1], [1, 2]), "thresholds"),
        (([[1]], [1], 1, 0, [0]), "weights"),
        (([[1, 2], [1]], [1, 2], 1), "one length"),
        (([], [], 1), "at least one"),
        (([[1]], [1], 1, 0, None, ["a", "b"]), "names"),
    ]
    for arguments, message in cases:
        with pytest.raises(BarriersError, match=message):
            Regression.of(*arguments)  # type: ignore[arg-type]
    for share in (-1, 2):
        with pytest.raises(BarriersError, match="l1_ratio"):
            Regression.scikit([[1]], [1], 1, l1_ratio=share)
    with pytest.raises(BarriersError, match="lambda > 0"):
        Regression.lasso([[1]], [1], 0)
    with pytest.raises(BarriersError, match="radii"):
        Radii((Q(-1),), Q(0), (Q(0),))


def test_every_object_says_what_it_is_in_a_line() -> None:
    problem = Regression.scikit([[1], [2]], [3, 5], 0.5, l1_ratio=0.5, sample_weight=[1, 2], names=["age"])
    assert repr(problem) == "<Regression: 2 x 2, 1 columns without a threshold, a ridge, row weights>"
    assert problem.names == ("age", "intercept")
    assert repr(Radii.of(problem, "1/1000")) == "<Radii: columns within 1/1000, y within 0, thresholds within 0>"
