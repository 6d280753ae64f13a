"""The training sets are what A1 says, exact and in double precision."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from constructions.training_sets import TrainingSet, double_training_set, epsilon, label, training_set
from tests.strategies import parameters
from theory.classification import ClassificationFunction, separation
from theory.exact import BarriersError, is_double

HALF = Fraction(1, 2)


@pytest.mark.result("A1")
@given(st.integers(1, 60), parameters, st.integers(2, 4))
def test_the_points_are_the_formula(n: int, a: Fraction, d: int) -> None:
    data = training_set(n, a, dimension=d)
    assert data.radius == data.delta == epsilon(n) == Fraction(1, (4 * n + 3) * (2 * n + 2))
    for k, point in enumerate(data.points, 1):
        assert point == (a / (k + Fraction(3, 4)), data.delta * label(k), *[0] * (d - 2))
        assert data.bare_points[k - 1] == (point[0], *[0] * (d - 1))


@pytest.mark.result("A1", "A4")
@given(st.one_of(st.integers(1, 60), st.integers(1, 60), st.integers(100, 300)), parameters)
def test_in_double_precision_all_hypotheses_hold_for_the_stored_numbers(n: int, a: Fraction) -> None:
    data = double_training_set(n, a)
    assert all(is_double(v) for v in (data.delta, *data.x1))
    assert data.radius == epsilon(n) * (1 - Fraction(1, 2**24))
    assert data.delta <= data.radius < 2 * data.delta
    assert data.served.contains(a)
    assert data.served.uncountable
    assert separation(ClassificationFunction(a), data.points[: min(n, 60)], data.radius).holds


@pytest.mark.result("A1")
@pytest.mark.parametrize("k", [10**6, 2**26, 2**27 - 3])
@pytest.mark.parametrize("a", [HALF, Fraction(999, 1000), Fraction(1)])
def test_rounding_leaves_room_up_to_the_largest_sets(k: int, a: Fraction) -> None:
    """For n = k, the last ball, the tightest: rounding moves x^k by less than the radius was shrunk."""
    from theory.exact import nearest_double

    x, r = nearest_double(4 * a / (4 * k + 3)), epsilon(k) * (1 - Fraction(1, 2**24))
    assert k * (x + r) < a <= (k + 1) * (x - r)


@pytest.mark.result("A1")
@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        ({"n": 0}, "n of points"),
        ({"n": -3}, "n of points"),
        ({"n": True}, "n of points"),
        ({"n": 5, "a": "1/3"}, r"\[1/2, 1\]"),
        ({"n": 5, "a": 2}, r"\[1/2, 1\]"),
        ({"n": 5, "delta": 0}, "0 < delta <= radius"),
        ({"n": 5, "delta": HALF}, "0 < delta <= radius"),
        ({"n": 5, "dimension": 1}, "dimension d must be at least 2"),
        ({"n": 5, "a": float("nan")}, "finite"),
    ],
)
def test_violated_hypotheses_are_named(arguments: dict[str, object], reason: str) -> None:
    for build in (training_set, double_training_set):
        with pytest.raises(BarriersError, match=reason):
            build(**arguments)  # type: ignore[operator]


@pytest.mark.result("A1")
def test_double_precision_has_limits_that_are_named() -> None:
    with pytest.raises(BarriersError, match="below 2"):
        double_training_set(2**27 - 1)
    with pytest.raises(BarriersError, match="double precision"):
        double_training_set(3, delta="1/1000")


@pytest.mark.result("A1")
def test_points_that_are_not_separated_are_refused() -> None:
    with pytest.raises(BarriersError, match="apart"):
        TrainingSet(Fraction(1), (HALF, HALF), Fraction(1, 100), Fraction(1, 100), 2)
    with pytest.raises(BarriersError, match="k = 2"):
        TrainingSet(Fraction(1), (Fraction(4, 7), Fraction(1, 3)), Fraction(1, 100), Fraction(1, 100), 2)
    with pytest.raises(BarriersError, match=r"\[0,1\]"):
        TrainingSet(Fraction(1), (Fraction(3, 2),), Fraction(1, 100), Fraction(1, 100), 2)
