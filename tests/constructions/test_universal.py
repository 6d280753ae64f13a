"""U: what is said of one vector on labelled points is what plain evaluation in rationals says, point by point."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from constructions.ascent import proposals
from constructions.margins import HALVINGS, LabelledPoints, labelled_points
from constructions.universal import UniversalVector, universal_vector, vector_at
from theory.exact import BarriersError, rational
from theory.layers import Layer

SMALL = st.fractions(-3, 3, max_denominator=4)
LINES = (Layer.of([[1], [-1]], [0, 0]), Layer.of([[1, 0], [0, 1]], [0, 0]))
"""Outputs (rho(x), rho(-x))."""


def outputs(layers: Sequence[Layer], point: Sequence[Fraction], threshold: Fraction | None) -> list[Fraction]:
    """The outputs in rationals, one layer after the other; of one output and a threshold, both."""
    state = list(point)
    for number, layer in enumerate(layers):
        if number:
            state = [max(v, Fraction(0)) for v in state]
        state = [
            sum((w * v for w, v in zip(row, state, strict=True)), b)
            for row, b in zip(layer.weights, layer.bias, strict=True)
        ]
    return state if threshold is None else [threshold, *state]


def decision(found: UniversalVector, k: int, eta: Sequence[Fraction]) -> int:
    """1, 0 or -1: right, a tie, wrong at point k moved by eta, and into the box if there is one."""
    point = [v + e for v, e in zip(found.data.point(k), eta, strict=True)]
    if found.box is not None:
        point = [min(max(v, found.box[0]), found.box[1]) for v in point]
    values = outputs(found.layers, point, found.threshold)
    y = found.data.labels[k]
    most = max(v for j, v in enumerate(values) if j != y)
    return (values[y] > most) - (values[y] < most)


@st.composite
def questions(draw: st.DrawFn, boxes: bool = True) -> tuple[tuple[Layer, ...], LabelledPoints, dict[str, Any]]:
    """A network of one to three outputs, labelled points, and a vector with its options."""
    widths = [draw(st.integers(1, 3)) for _ in range(draw(st.integers(3, 4)))]
    layers = tuple(
        Layer.of(draw(vectors(draw(st.just(n)), m)), draw(vectors(m, 1))[0] if m else []) for n, m in pairwise(widths)
    )
    count = draw(st.integers(1, 5))
    classes = max(widths[-1], 2)
    points, threshold = draw(vectors(widths[0], count)), draw(SMALL) if widths[-1] == 1 else None
    labels = []  # mostly those of the network, so that something can be broken
    for point in points:
        values = outputs(layers, point, threshold)
        labels.append(draw(st.sampled_from([*[values.index(max(values))] * 4, *range(classes)])))
    box = draw(st.sampled_from([None, (Fraction(-3), Fraction(3))])) if boxes else None
    data = labelled_points(points, labels)
    options = {"budget": 3, "box": box, "threshold": threshold}
    return layers, data, {**options, "eta": draw(vectors(widths[0], 1))[0]}


def vectors(n: int, count: int) -> st.SearchStrategy[list[list[Fraction]]]:
    return st.lists(st.lists(SMALL, min_size=n, max_size=n), min_size=count, max_size=count)


@pytest.mark.result("U")
@given(questions())
def test_every_decision_is_that_of_evaluation_in_rationals(question: Any) -> None:
    layers, data, options = question
    found = vector_at(layers, data, options.pop("eta"), **options)
    zero = [Fraction(0)] * data.dimension
    count = len(data.rows)
    assert found.before == tuple(decision(found, k, zero) for k in range(count))
    assert found.after == tuple(decision(found, k, found.eta) for k in range(count))
    assert found.indices == tuple(k for k in range(count) if found.before[k] == 1 and found.after[k] == -1)
    assert found.norm == max(map(abs, found.eta)) <= found.budget


@pytest.mark.result("U")
@given(questions(boxes=False), st.lists(SMALL, min_size=2, max_size=2), st.sampled_from([0, "1/9", "1/2"]), st.data())
def test_what_stays_broken_is_wrong_at_every_multiple_and_at_every_vector_near(
    question: Any, ends: list[Fraction], radius: Any, chooser: st.DataObject
) -> None:
    layers, data, options = question
    found = vector_at(layers, data, options.pop("eta"), **options)
    scalings = (min(*ends, Fraction(1)), max(*ends, Fraction(1)))
    firm = found.steadied(scalings=scalings, radius=radius)
    assert set(firm.indices) <= set(found.indices)
    assert firm.pieces >= len(firm.indices)
    for share in [Fraction(0), Fraction(1), *chooser.draw(st.lists(st.fractions(0, 1), max_size=3))]:
        by = scalings[0] + share * (scalings[1] - scalings[0])
        moves = chooser.draw(st.lists(st.sampled_from([-1, 0, 1]), min_size=data.dimension, max_size=data.dimension))
        eta = [by * e + m * firm.radius for e, m in zip(firm.eta, moves, strict=True)]
        assert all(decision(firm, k, eta) == -1 for k in firm.indices)


@pytest.mark.result("U")
@given(questions(), st.sampled_from([Fraction(1, 64), Fraction(1, 2), Fraction(1)]))
def test_the_largest_radius_keeps_the_share_and_one_step_more_does_not(question: Any, share: Fraction) -> None:
    layers, data, options = question
    found = vector_at(layers, data, options.pop("eta"), **options)
    radius = found.largest_radius(share, bits=6)
    firm = found.steadied(radius=radius)
    assert len(firm.indices) >= share * len(found.indices)
    assert radius == 3 or len(found.steadied(radius=radius + Fraction(1, 32)).indices) < share * len(found.indices)
    for sign in (-1, 0, 1):
        assert all(decision(firm, k, [e + sign * radius for e in firm.eta]) == -1 for k in firm.indices)


@pytest.mark.result("U")
def test_a_tie_is_neither_right_nor_wrong() -> None:
    data = labelled_points([[1], [-1], [0], [2]], [0, 1, 0, 0])
    found = vector_at(LINES, data, [-1], budget=1)
    assert found.before == (1, 1, 0, 1)
    assert found.after == (0, 1, -1, 1)
    assert found.indices == ()
    tied = vector_at((LINES[0], Layer.of([[1, -1]], [0])), data, [-1], budget=1, threshold=0)
    assert tied.before == (-1, -1, 0, -1)  # label 1 is where x > 0
    assert tied.after == (0, -1, 1, -1)


@pytest.mark.result("U")
def test_scalings_and_radii_end_where_the_network_turns() -> None:
    """(rho(x), rho(-x)) at 1, label 0: wrong at 1 - 2 lambda if and only if lambda > 1/2; the ball ends at 0."""
    found = vector_at(LINES, labelled_points([[1]], [0]), [-2], budget=2)
    inside, outside = Fraction(1, 2) + Fraction(1, 2**20), Fraction(1, 2)
    assert found.steadied(scalings=(inside, 9)).indices == (0,)
    assert found.steadied(scalings=(outside, 9)).indices == ()
    assert found.steadied(radius=Fraction(2**20 - 1, 2**20)).indices == (0,)
    assert found.steadied(radius=1).indices == ()
    assert found.largest_radius(bits=10) == 1 - Fraction(1, 2**9)
    assert found.steadied(scalings=("3/4", 1), radius="1/4").indices == (0,)
    assert found.steadied(scalings=("3/4", 1), radius="1/2").indices == ()


@pytest.mark.result("U")
def test_moved_points_are_clipped_at_both_ends_of_a_box() -> None:
    """(rho(x), 3 rho(x - 1)) at 1, label 0, is right, and wrong beyond 3/2; (rho(x), rho(-x)) is wrong below 0."""
    layers = (Layer.of([[1], [1]], [0, -1]), Layer.of([[1, 0], [0, 3]], [0, 0]))
    data = labelled_points([[1]], [0])
    for box, said in ((None, -1), ((0, "5/4"), 1), ((0, "3/2"), 0), ((0, 2), -1)):
        assert vector_at(layers, data, [1], budget=1, box=box).after == (said,)
    assert vector_at(LINES, data, [-2], budget=2, box=(0, 1)).after == (0,)
    assert vector_at(LINES, data, [-2], budget=2, box=("-1/2", 1)).after == (-1,)


@pytest.mark.result("U")
def test_a_vector_is_rounded_into_the_budget_not_beyond_it() -> None:
    for sign in (1, -1):
        data = labelled_points([[sign * 0.1], [sign * 0.15]], [int(sign < 0)] * 2)
        found = universal_vector(LINES, data, "1/5", starts=1, steps=30)
        assert found.indices == (0, 1)
        assert found.eta == (-sign * Fraction(6553, 2**15),)
        assert Fraction(6553, 2**15) < Fraction(1, 5) < Fraction(6554, 2**15)


def slow(k: int) -> tuple[Layer, ...]:
    """Outputs (1 - 2^-k, rho(2x) - rho(x)): at x = lambda bounds need pieces shorter than 2^-k."""
    small = Fraction(1, 2**k)
    return Layer.of([[2], [1]], [0, 0]), Layer.of([[0, 0], [1, -1]], [1 - small, 0])


@pytest.mark.result("U")
@pytest.mark.parametrize("k", [1, 5, HALVINGS - 1])
def test_intervals_are_halved_as_often_as_is_needed(k: int) -> None:
    found = vector_at(slow(k), labelled_points([[0]], [0]), [1], budget=1)
    firm = found.steadied(scalings=(1, 2))
    assert (firm.indices, found.pieces) == ((0,), 1)
    assert firm.pieces == 2 * (k + 1) + 1
    assert found.steadied(scalings=(1 - Fraction(1, 2**k), 2)).indices == ()
    if k == HALVINGS - 1:
        assert vector_at(slow(k + 1), found.data, [1], budget=1).steadied(scalings=(1, 2)).indices == ()


@pytest.mark.result("U")
def test_a_search_breaks_what_can_be_broken_within_budget_mask_and_box() -> None:
    random = np.random.default_rng(0)
    points = random.integers(0, 17, (60, 3)).tolist()
    layers = (Layer.of([[1, 1, 0], [-1, -1, 0]], [-16, 16]), Layer.of([[1, 0], [0, 1]], [0, 0]))
    data = labelled_points(points, [int(sum(p[:2]) < 16) for p in points], "1/16")
    layers = (Layer.of([[16, 16, 0], [-16, -16, 0]], [-16, 16]), layers[1])
    seen: list[tuple[int, int, int]] = []
    found = universal_vector(layers, data, "1/3", starts=2, steps=40, progress=lambda *now: seen.append(now))
    unit = Fraction(1, 4 * 2**12)
    assert found.norm == unit * int(Fraction(1, 3) / unit)
    assert all(v % unit == 0 for v in found.eta)
    best = max(len(vector_at(layers, data, [s * found.norm, s * found.norm, 0], budget="1/3").indices) for s in (-1, 1))
    assert len(found.indices) == best > 15
    assert (seen[0][:2], seen[-1][:2]) == ((0, 9), (1, 39))
    assert seen[-1][2] >= len(found.indices)
    again = universal_vector(layers, data, "1/3", starts=2, steps=40)
    assert again == found
    masked = universal_vector(layers, data, "1/3", mask=[True, False, True], starts=1, steps=40)
    assert masked.eta[1] == 0 != masked.eta[0]
    clipped = universal_vector(layers, data, "1/3", box=(0, 1), starts=1, steps=40)
    assert len(clipped.indices) > 0
    assert all(decision(clipped, k, clipped.eta) == -1 for k in clipped.indices)


@pytest.mark.infrastructure
def test_the_gradient_is_the_slope_of_the_sum() -> None:
    from constructions import ascent

    layers = (Layer.of([[1, "1/2"], [-1, 1]], ["1/4", 0]), Layer.of([[1, 1], [1, -1]], [0, "1/3"]))
    for box in (None, (Fraction(-1), Fraction(1))):
        net = ascent._floats(layers, [[1, -1], [0.75, 0.5]], Fraction(1, 2), [0, 1], box)
        eta, step = np.array([0.11, -0.07]), 1e-6

        def total(at: Any, net: Any = net) -> float:
            margins = net.margins(net.onward(net.moved(at))[1])[0]
            return float((1 / (1 + np.exp(-margins / 0.7))).sum())

        slopes = [(total(eta + step * e) - total(eta - step * e)) / (2 * step) for e in np.eye(2)]
        assert np.allclose(net.gradient(eta, 0.7) / 0.7, slopes, atol=1e-6)


@pytest.mark.infrastructure
@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"layers": LINES[:1]}, "needs a hidden layer"),
        ({"layers": (LINES[0], Layer.of([[1]], [0]))}, "takes 1 inputs after one of 2"),
        ({"points": [[1, 2]]}, "takes 1 inputs, the points have dimension 2"),
        ({"threshold": 0}, "several take none"),
        ({"layers": (LINES[0], Layer.of([[1, -1]], [0]))}, "one output needs a threshold"),
        ({"labels": [2]}, "labels run from 0 to 1, got 2"),
        ({"labels": [-1]}, "a label must be an integer >= 0"),
        ({"labels": [0, 1]}, "got 1 points and 2 labels"),
        ({"points": []}, "rows of one length"),
        ({"points": [[1], [1, 2]], "labels": [0, 0]}, "rows of one length"),
        ({"budget": 0}, "budget must be positive"),
        ({"box": (1, 1)}, "needs lo < hi"),
        ({"box": (2, 3)}, "must lie in the box"),
        ({"scale": 0}, "scale of the points must be positive"),
        ({"mask": [True, False]}, "mask needs 1 entries"),
        ({"eta": [2]}, "entries of at most 1"),
        ({"eta": [0, 0]}, "eta needs 1 entries"),
        ({"points": [[Fraction(2) ** 2000]]}, "too large for the search"),
    ],
)  # fmt: skip
def test_what_does_not_fit_together_is_named(change: dict[str, Any], why: str) -> None:
    given_ = {"layers": LINES, "points": [[1]], "labels": [0], "scale": 1, "budget": 1, **change}
    with pytest.raises(BarriersError, match=why):
        asked(**given_)


def asked(*, layers: Any, points: Any, labels: Any, scale: Any, budget: Any, **options: Any) -> UniversalVector:
    """The vector that is given, else one that is searched."""
    data = labelled_points(points, labels, scale)
    if "eta" in options:
        return vector_at(layers, data, options["eta"], budget=budget)
    return universal_vector(layers, data, budget, starts=1, steps=1, **options)


@pytest.mark.infrastructure
def test_impossible_intervals_radii_and_shares_are_refused() -> None:
    found = vector_at(LINES, labelled_points([[1]], [0]), [-2], budget=2, box=(-3, 3))
    for scalings, radius in (((2, 3), 0), ((0, "1/2"), 0), ((1, 1), -1)):
        with pytest.raises(BarriersError, match="lo <= 1 <= hi and a radius >= 0"):
            found.steadied(scalings=scalings, radius=radius)
    with pytest.raises(BarriersError, match="leave out the box"):
        found.steadied(scalings=(1, 2))
    for share in (0, "5/4"):
        with pytest.raises(BarriersError, match="a share of the broken points"):
            found.largest_radius(share)
    assert rational(found.steadied(radius="1/2").radius) == Fraction(1, 2)


@pytest.mark.infrastructure
def test_the_change_of_one_coordinate_is_that_of_what_layer_1_makes() -> None:
    from constructions import ascent

    layers = (Layer.of([[1, "1/2"], [-1, 1]], ["1/4", 0]), Layer.of([[1, 1], [1, -1]], [0, "1/3"]))
    for box in (None, (Fraction(-1), Fraction(1))):
        net = ascent._floats(layers, [[1, -1], [0.75, 0.5]], Fraction(1), [0, 1], box)
        for coordinate, new in ((0, 0.5), (1, -0.625), (1, -2.0)):
            old = np.array([0.125, -0.25])
            eta = old.copy()
            eta[coordinate] = new
            assert np.allclose(net.moved(eta) - net.moved(old), net.change(coordinate, old[coordinate], new))


@pytest.mark.result("U")
@pytest.mark.parametrize("box", [None, (-2, 2)])
def test_where_the_gradient_is_0_single_coordinates_are_moved(box: tuple[int, int] | None) -> None:
    """z_1 = rho(x_1 - 1/2) + rho(x_2 - 1/2) against z_0 = 3/4: at the point 0 two coordinates are needed."""
    layers = (Layer.of([[1, 0, 0], [0, 1, 0]], ["-1/2", "-1/2"]), Layer.of([[0, 0], [1, 1]], ["3/4", 0]))
    data = labelled_points([[0, 0, 0], ["1/2", 0, 0], [0, "1/2", 0]], [0, 0, 0])
    found = universal_vector(layers, data, 1, starts=1, steps=20, box=box)
    assert (found.eta[:2], found.indices) == ((1, 1), (0, 1, 2))
    assert universal_vector(layers, data, 1, starts=1, steps=20, box=box, mask=[False, False, True]).indices == ()
    alone = labelled_points([[0, 0, 0]], [0])  # no single coordinate changes anything
    assert universal_vector(layers, alone, 1, starts=1, steps=60, box=box).indices == (0,)


@pytest.mark.infrastructure
def test_doubles_and_images_are_taken_for_what_they_are() -> None:
    data = labelled_points(np.array([[0.1, 0.5]]), np.array([1]))
    assert data.point(0) == (Fraction(0.1), Fraction(1, 2))
    image = labelled_points(np.array([[7, 255]], dtype=np.uint8), [0], "1/255")
    assert image.point(0) == (Fraction(7, 255), Fraction(1))
    found = list(proposals(LINES, [[1]], [0], Fraction(1), starts=1, steps=1))
    assert len(found) == 2  # of the one start, and with its coordinates tried
    assert all(abs(eta[0]) <= 1 for eta in found)
