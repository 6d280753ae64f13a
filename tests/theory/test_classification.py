"""f_a and S^f_eps are decided exactly, for one a, for an interval of a, and for a real a given by enclosures."""

from __future__ import annotations

from fractions import Fraction
from math import ceil, isqrt

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from constructions.training_sets import TrainingSet, epsilon, training_set
from tests.strategies import parameters, training_sets
from theory.classification import ClassificationFunction, ParameterInterval, Slack, parameters_served, separation
from theory.exact import BarriersError, RealNumber, Undecided, sqrt_real

HALF = Fraction(1, 2)
coordinate = st.fractions(0, 1, max_denominator=12)
positive = st.fractions(Fraction(1, 200), 2, max_denominator=500)


@pytest.mark.result("A1")
@given(parameters, positive)
def test_the_label_is_the_parity_of_the_ceiling(a: Fraction, x: Fraction) -> None:
    f = ClassificationFunction(a)
    k = f.level(x)
    assert f((x, 7)) == ceil(a / x) % 2 == (k + 1) % 2
    assert a / (k + 1) <= x
    assert k == 0 or x < a / k
    assert f((0, 0)) == 0


@pytest.mark.result("A4")
@given(parameters, parameters, positive)
def test_an_interval_of_a_answers_for_every_a_in_it_or_not_at_all(a: Fraction, b: Fraction, x: Fraction) -> None:
    assume(a != b)
    interval = ParameterInterval(min(a, b), max(a, b))
    some = [min(a, b) + (max(a, b) - min(a, b)) * Fraction(j, 97) for j in range(1, 98)]
    labels = {ClassificationFunction(c).level(x) for c in some}
    try:
        assert labels == {ClassificationFunction(interval).level(x)}
    except Undecided:
        jump = max(a, b) / x  # some integer j lies in [lo/x, hi/x): a jump between a = lo and a = hi
        assert ceil(jump) - 1 >= min(a, b) / x


@pytest.mark.result("A1")
@given(positive)
def test_a_real_parameter_answers_like_close_rationals_on_both_sides(x: Fraction) -> None:
    root = sqrt_real(2, HALF)
    lo, hi = Fraction(isqrt(2 * 10**80), 2 * 10**40), Fraction(isqrt(2 * 10**80) + 1, 2 * 10**40)
    assert lo**2 < HALF < hi**2
    answers = {ClassificationFunction(a).level(x) for a in (lo, hi)}
    assert answers == {ClassificationFunction(root).level(x)}


@pytest.mark.result("A1")
def test_a_decision_beyond_the_precision_budget_is_undecided_not_guessed() -> None:
    x = sqrt_real(2, HALF).enclosure(60)[0]
    with pytest.raises(Undecided):
        ClassificationFunction(sqrt_real(2, HALF, precision=40)).level(x)
    assert ClassificationFunction(sqrt_real(2, HALF, precision=90)).level(x) == 1


@pytest.mark.result("A1")
def test_a_real_parameter_decides_separation_and_says_when_it_cannot() -> None:
    root = sqrt_real(2, HALF)
    points = training_set(20, root.enclosure(100)[0]).points
    assert separation(ClassificationFunction(root), points, epsilon(20)).holds
    edge = [(Fraction(3, 4), Fraction(0))]
    at_the_edge = Fraction(3, 4) - root.enclosure(300)[0]  # the radius of the edge point, up to 2**-300
    with pytest.raises(Undecided):
        _ = separation(ClassificationFunction(root), edge, at_the_edge).holds


@pytest.mark.result("A1")
@given(training_sets())
def test_the_training_sets_are_separated_and_stable(data: TrainingSet) -> None:
    decided = separation(ClassificationFunction(data.a), data.points, data.radius)
    assert decided.holds
    assert separation(ClassificationFunction(data.a), data.bare_points, data.radius).holds
    assert [ClassificationFunction(data.a)(p) for p in data.points] == list(data.labels)


@pytest.mark.result("A1")
@pytest.mark.parametrize("n", [1, 2, 3, 10, 60])
@pytest.mark.parametrize("a", [HALF, Fraction(2, 3), Fraction(1)])
def test_the_stability_slack_is_what_the_proof_computes(n: int, a: Fraction) -> None:
    slack = separation(ClassificationFunction(a), training_set(n, a).points, epsilon(n))
    least = min(v for k in range(1, n + 1) for v in (a / ((4 * k + 3) * (k + 1)), 3 * a / (k * (4 * k + 3))))
    assert slack.within_balls == Slack(least - epsilon(n), least - epsilon(n))
    more = separation(ClassificationFunction(a), training_set(n, a).points, least + Fraction(1, 10**9))
    assert not more.within_balls.holds
    if n > 1:
        gap = 16 * a / ((4 * n - 1) * (4 * n + 3))
        assert slack.between_points == Slack(gap - 2 * epsilon(n), gap - 2 * epsilon(n))


@pytest.mark.result("A1")
def test_the_radius_is_sharp_at_a_one_half() -> None:
    """At a = 1/2 the slack of the last ball is 0: no larger radius would do."""
    for n in range(1, 30):
        assert (
            separation(ClassificationFunction(HALF), training_set(n, HALF).points, epsilon(n)).within_balls.least == 0
        )


@pytest.mark.result("A1")
@given(training_sets(), st.data())
def test_the_label_is_constant_on_the_closed_balls(data: TrainingSet, chooser: st.DataObject) -> None:
    f = ClassificationFunction(data.a)
    k = chooser.draw(st.integers(1, len(data)))
    shift = chooser.draw(
        st.one_of(st.sampled_from([Fraction(-1), Fraction(1)]), st.fractions(-1, 1, max_denominator=50))
    )
    for centre in (data.point(k), data.point(k, tiny=0)):
        assert f([v + shift * data.radius for v in centre]) == (k + 1) % 2


@pytest.mark.result("A1")
@given(
    st.lists(
        st.tuples(st.fractions(0, 1, max_denominator=12), st.fractions(0, 1, max_denominator=12)),
        min_size=1,
        max_size=6,
        unique=True,
    )
)
def test_separation_agrees_with_the_definition_by_brute_force(points: list[tuple[Fraction, Fraction]]) -> None:
    f, eps = ClassificationFunction(Fraction(1)), Fraction(1, 24)
    apart = all(
        max(abs(u - v) for u, v in zip(p, q, strict=True)) >= 2 * eps for i, p in enumerate(points) for q in points[:i]
    )
    near = [Fraction(j, 5000) for j in range(-208, 209)]  # |y| < 1/24, finer than the level sets above x_1 = 1/12
    stable = all(p[0] > 0 and len({f((p[0] + y, 0)) for y in near if 0 <= p[0] + y <= 1}) == 1 for p in points)
    assert separation(f, points, eps).holds == (apart and stable)


@pytest.mark.result("A4")
@given(training_sets(), st.fractions(0, 1, max_denominator=1000), st.data())
def test_one_finite_set_serves_an_interval_of_parameters_and_no_more(
    data: TrainingSet, where: Fraction, chooser: st.DataObject
) -> None:
    served = data.served
    assert served.contains(data.a)
    lo, hi = max(served.above, HALF), min(served.up_to, Fraction(1))
    a = lo + (hi - lo) * where
    assume(served.contains(a))
    f, k = ClassificationFunction(a), chooser.draw(st.integers(1, len(data)))
    assert all(f((x + y,)) == s for x, s in zip(data.x1, data.labels, strict=True) for y in (-data.radius, data.radius))
    assert ClassificationFunction(served)(data.point(k)) == data.labels[k - 1]
    assert separation(ClassificationFunction(served), data.points, data.radius).holds
    outside = [b for b in (served.above, served.up_to + Fraction(1, 10**12)) if HALF <= b <= 1]
    for b in outside:
        g = ClassificationFunction(b)
        ends = [(x + y, s) for x, s in zip(data.x1, data.labels, strict=True) for y in (-data.radius, data.radius)]
        assert any(g((x,)) != s for x, s in ends)


@pytest.mark.result("A4")
@given(st.integers(1, 40), parameters)
def test_below_the_full_radius_the_interval_has_positive_length(n: int, a: Fraction) -> None:
    data = training_set(n, a)
    assert parameters_served(data.x1, data.radius * Fraction(999, 1000)).uncountable


@pytest.mark.result("A1")
def test_hypotheses_are_named_when_violated() -> None:
    f = ClassificationFunction(Fraction(1))
    for a in (0, "49/100", "101/100", sqrt_real(2), RealNumber("2/5", lambda b: (Fraction(2, 5), Fraction(2, 5)))):
        with pytest.raises(BarriersError, match=r"\[1/2, 1\]"):
            ClassificationFunction(a)  # type: ignore[arg-type]
    beyond = RealNumber(
        "1 + 2**-400", lambda b: (1 + Fraction(1, 2**400) - Fraction(1, 2 ** (b + 1)), 1 + Fraction(1, 2**400))
    )
    with pytest.raises(Undecided):
        ClassificationFunction(beyond)
    with pytest.raises(BarriersError, match="x_1 >= 0"):
        f((-1, 0))
    with pytest.raises(BarriersError, match="x_1 > 0"):
        f.level(0)
    for points, eps in (([], 1), ([(1, 2), (1,)], 1), ([(2, 0)], 1), ([(1, 0)], 0)):
        with pytest.raises(BarriersError):
            separation(f, points, eps)
    for served in (([], 1), (["4/7"], -1)):
        with pytest.raises(BarriersError, match="at least one point"):
            parameters_served(*served)
    for empty in ([()], [[]]):
        with pytest.raises(BarriersError):
            separation(f, empty, 1)
    with pytest.raises(BarriersError, match="coordinate"):
        f(())
    with pytest.raises(BarriersError, match="no a"):
        ParameterInterval(Fraction(3, 4), Fraction(3, 4))
    with pytest.raises(BarriersError, match="no a"):
        ParameterInterval(Fraction(1), Fraction(2))
