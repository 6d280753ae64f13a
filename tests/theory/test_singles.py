"""The first stage, in float32: its bound holds, its decisions are the exact ones, and it gives up where it should."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import theory.singles
from tests.strategies import networks, rationals, wild_float
from tests.theory.hostile import TWO, by_definition, hostile_layer, output, to_single
from theory.evaluation import DoubleNetwork, at_least, locate
from theory.layers import Layer
from theory.networks import ReluNetwork
from theory.singles import WIDEST, Singles

pytestmark = pytest.mark.result("A3", "A4")

modest = st.builds(
    lambda m, e: Fraction(m) * TWO**e, st.one_of(st.integers(-9, 9), st.fractions(-1, 1, max_denominator=97)),
    st.one_of(st.integers(-3, 3), st.integers(-20, 20), st.integers(-150, -40)),
)  # fmt: skip


@pytest.fixture
def always(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """However few the points are, singles come first, and they are asked about all of them."""
    monkeypatch.setattr(theory.singles, "WORTH", 0)
    monkeypatch.setattr(theory.singles, "OPEN", 1)
    return monkeypatch


def with_bias(layer: Layer, *, last: bool) -> Layer:
    """The layer as singles compute it: the bias is a column, and an input that is 1 is passed on."""
    rows = [[*row, bias] for row, bias in zip(layer.weights, layer.bias, strict=True)]
    rows += [] if last else [[0] * (len(rows[0]) - 1) + [1]]
    return Layer.of(rows, [0] * len(rows))


@given(st.data())
def test_the_bound_holds_for_any_order_any_rounding_direction_and_flushed_subnormals(chooser: st.DataObject) -> None:
    sizes = [chooser.draw(st.integers(1, 3)) for _ in range(3)] + [1]
    network = ReluNetwork.of(
        [
            ([[chooser.draw(modest) for _ in range(i)] for _ in range(o)], [chooser.draw(modest) for _ in range(o)])
            for i, o in pairwise(sizes)
        ]
    )
    point = [chooser.draw(modest) for _ in range(sizes[0])]
    state = [*map(to_single, point), 1.0]
    magnitudes, computed = [np.abs([state])], []
    for number, layer in enumerate(network.layers, 1):
        full = with_bias(layer, last=number == len(network.layers))
        computed.append(hostile_layer(full, state, chooser, single=True))
        state = [max(0.0, v) for v in computed[-1]]
        magnitudes.append(np.array([state]))
    with np.errstate(all="ignore"):
        errors = list(network.doubles.singles.errors(magnitudes[:-1]))
    for exact, values, bounds in zip(by_definition(network, point), computed, errors, strict=True):
        for z, value, bound in zip(exact, values, bounds[0].tolist(), strict=False):  # without the input that is 1
            assert bound == float("inf") or abs(Fraction(value) - z) <= Fraction(bound)


@given(networks(), st.lists(rationals, max_size=2), st.data())
def test_every_place_among_the_cuts_is_the_exact_one(
    network: ReluNetwork, far: list[Fraction], chooser: st.DataObject
) -> None:
    number = st.one_of(rationals, wild_float)
    point = st.lists(number, min_size=network.dimension, max_size=network.dimension)
    points = chooser.draw(st.lists(point, min_size=1, max_size=4))
    outputs = [output(network, p) for p in points]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(theory.singles, "WORTH", 0)
        for y in outputs:
            for gap in (Fraction(0), TWO**-150, max(abs(y), TWO**-126) / 2**24, max(abs(y), TWO**-126) / 2**30):
                cuts = sorted({y - gap, y, y + gap, *far})
                places = [sum(c < z for c in cuts) + sum(c <= z for c in cuts) for z in outputs]
                assert locate(network, points, cuts).tolist() == places


@given(st.integers(0, 2**32), st.permutations([2.0**-20, 1.0, 2.0**20]))
def test_cuts_between_the_float_and_the_exact_output_are_decided_exactly(seed: int, scales: list[float]) -> None:
    """The adversary's cut: half way between what float32 computes and the truth, where the sign of floats is wrong."""
    rng = np.random.default_rng(seed)
    sizes = [int(rng.integers(1, 7)) for _ in range(3)] + [1]
    layers = [(rng.standard_normal((o, i)), rng.standard_normal(o)) for i, o in pairwise(sizes)]
    form = DoubleNetwork.of_arrays(layers)
    x = rng.standard_normal((48, sizes[0])) * np.repeat(scales, 16)[:, None]
    exact = ReluNetwork.of([(w.tolist(), b.tolist()) for w, b in layers]).evaluate(x.tolist())
    points = np.column_stack([x, np.ones(48)]).astype(np.float32)
    computed, bounds = form.singles.outputs(points, 16)
    assert [len(set(bounds[k : k + 16].tolist())) for k in (0, 16, 32)] == [1, 1, 1]
    assert len(set(bounds.tolist())) == 3
    assert all(abs(Fraction(v) - z) <= Fraction(e) for v, z, e in zip(computed, exact, bounds, strict=True))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(theory.singles, "WORTH", 0)
        for k in range(0, 48, 5):
            cut = (exact[k] + Fraction(computed[k])) / 2
            assert at_least(form, x, cut).tolist() == [z >= cut for z in exact]


# Mutants of the bound: each must give a wrong answer to a question that float32 alone answers wrongly.  The input that
# is 1 makes the TINY term at least TINY, so that the bound covers underflow without FLOOR, too.

TINIEST = 2.0**-12 + 2.0**-13
LOST_PRODUCT = (  # (1 + 2^-12)(1 + 2^-13) loses its last bit, 2^-25
    ReluNetwork.of([([[1 + 2.0**-12]], [-1 - TINIEST]), ([[1]], [0])]), [1 + 2.0**-13], TWO**-26
)  # fmt: skip
LOST_POINT = (ReluNetwork.of([([[1]], [-1]), ([[1]], [0])]), [1 + TWO**-25], TWO**-26)
LOST_WEIGHT = (ReluNetwork.of([([[TWO**-160]], [0]), ([[1]], [0])]), [2.0**90], TWO**-71)
UNDERFLOW = (ReluNetwork.of([([[2.0**-80]], [0]), ([[2.0**120]], [0])]), [2.0**-80], TWO**-41)
HUGE_SUM = [-1.6e38] * 48 + [1.6e38] * 48  # partial sums reach -inf, which rho hides
OVERFLOW = (ReluNetwork.of([([HUGE_SUM], [1e38]), ([[1]], [0])]), [1] * 96, Fraction(10) ** 37)


@pytest.mark.parametrize(
    ("wrong", "instance"),
    [
        ({"UNIT": 2.0**-23 / 1000}, LOST_PRODUCT),
        ({"UNIT": 2.0**-23 / 1000}, LOST_POINT),
        ({"FLOOR": 0.0, "TINY": 0.0}, UNDERFLOW),
        ({"TINY": 0.0}, LOST_WEIGHT),
        ({"LIMIT": float("inf")}, OVERFLOW),
    ],
    ids=["a thousandth: product", "a thousandth: data", "no underflow", "no lost weights", "no overflow"],
)
def test_a_bound_that_is_too_small_gives_a_wrong_answer_and_ours_does_not(
    always: pytest.MonkeyPatch, wrong: dict[str, float], instance: tuple[ReluNetwork, list[Any], Fraction]
) -> None:
    network, point, level = instance
    assert output(network, [Fraction(v) for v in point]) > level
    assert at_least(network, [point], level).all()
    for constant, value in wrong.items():
        always.setattr(theory.singles, constant, value)
    assert not at_least(network, [point], level).any()


def test_a_sum_that_is_rounded_up_at_every_step_is_within_the_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    """One summand after the other, each sum upwards: a quarter of the unit would not be enough."""
    n, weight = 2892, 2**23 + 1  # in units of 2^-23
    total = 0
    for _ in range(n):
        grid = 1 << max(0, (total + weight).bit_length() - 24)
        total = -(-(total + weight) // grid) * grid
    error = Fraction(total - n * weight, 2**23)
    single = Singles([np.full((1, n), weight / 2**23)], [np.zeros(1)])

    def bound() -> Fraction:
        ((found,),) = next(single.errors([np.ones((1, n + 1))])).tolist()
        return Fraction(found)

    assert Fraction(1, 3) < error <= bound()
    monkeypatch.setattr(theory.singles, "UNIT", 2.0**-25)
    assert error > bound()


def test_the_stage_is_not_for_layers_that_are_too_wide() -> None:
    """(n + 1)(n + 2) u <= 1 holds for n = 2,894 inputs, of which one is 1, and for no more."""
    assert (WIDEST - 16 + 1) * (WIDEST - 16 + 2) <= 2**23 < (WIDEST - 16 + 2) * (WIDEST - 16 + 3)
    for inputs, proved in ((2893, True), (2894, False)):
        singles = Singles([np.ones((2, inputs)), np.ones((1, 2))], [np.zeros(2), np.zeros(1)])
        assert singles.worth(10**6) == proved
        with np.errstate(all="ignore"):
            _, bound = singles.outputs(np.ones((1, inputs + 1), np.float32), 16)
        assert np.isfinite(bound).all() == proved


def test_what_leaves_too_many_points_open_is_tried_on_a_sixteenth_alone() -> None:
    """Rejected: nothing that is said; but a pass over all points would be for nothing."""
    asked: list[int] = []
    singles = Singles([np.ones((64, 2)), np.ones((1, 64))], [np.zeros(64), np.zeros(1)])
    x = np.random.default_rng(0).random((2**16, 2))

    def decided(share: float) -> Any:
        def decision(outputs: Any, errors: Any) -> Any:
            asked.append(len(outputs))
            return np.where(np.arange(len(outputs)) < share * len(outputs), 2, -1).astype(np.int8)

        return decision

    assert singles.worth(len(x))
    told = singles.cells(x, decided(1 / 2))
    (part,) = asked
    assert len(x) / 17 < part <= len(x) / 16 and (told >= 0).sum() == part / 2
    asked.clear()
    told = singles.cells(x, decided(1))
    assert asked == [part, len(x) - part] and (told == 2).all()


def test_singles_decide_what_is_clear_and_leave_the_rest(always: pytest.MonkeyPatch) -> None:
    """The points a hair from the cut are decided by doubles, all others by singles."""
    form = DoubleNetwork.of_arrays([(np.ones((1, 1)), np.zeros(1))] * 2)
    x = np.array([[1.0], [2.0], [1 + 2.0**-40], [1 - 2.0**-40]])
    left: list[int] = []
    stage = DoubleNetwork.blockwise
    always.setattr(DoubleNetwork, "blockwise", lambda self, rows: left.append(len(rows)) or stage(self, rows))
    assert locate(form, np.repeat(x, [0, 5, 1, 1], axis=0), [1]).tolist() == [2] * 6 + [0]
    assert left == [2]
