"""Decisions at float speed are the exact ones, wherever the cuts lie; a bound that is too small is noticed."""

from __future__ import annotations

import ctypes
import mmap
import platform
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from contextlib import contextmanager
from fractions import Fraction
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import theory.evaluation
from constructions.instability import failing_set
from constructions.interchange.stack import exact as exact_entries
from constructions.training_sets import double_training_set
from tests.strategies import monotones, networks, rationals, wild_float
from tests.theory.hostile import TWO, Point, by_definition, hostile_layer, output
from theory.evaluation import DoubleNetwork, activation_signs, at_least, enclose, failing, locate, sides
from theory.exact import BarriersError
from theory.layers import Layer
from theory.monotone import Monotone, identity
from theory.networks import ReluNetwork

pytestmark = pytest.mark.result("A3", "A4")


def nudges(value: Fraction) -> list[Fraction]:
    """Where a cut is hard to tell from a value, and where it is not."""
    ulp = max(abs(value), Fraction(1, 2**1000)) / 2**52
    steps = [Fraction(0), Fraction(1, 10**30), ulp, ulp / 10**6, TWO**-1074, TWO**-1022, TWO**-970, Fraction(10) ** 300]
    return [value + sign * step for step in steps for sign in (1, -1)]


@st.composite
def questions(draw: st.DrawFn) -> tuple[ReluNetwork, list[Point]]:
    network = draw(networks())
    number = st.one_of(rationals, wild_float)
    return network, draw(
        st.lists(st.lists(number, min_size=network.dimension, max_size=network.dimension), min_size=1, max_size=4)
    )


@given(questions(), st.lists(rationals, max_size=2))
def test_every_place_among_the_cuts_is_the_exact_one(question: tuple[ReluNetwork, list[Point]], far: Point) -> None:
    network, points = question
    outputs = [output(network, p) for p in points]
    for centre in outputs:
        for cut in nudges(centre):
            assert at_least(network, points, cut).tolist() == [y >= cut for y in outputs]
        cuts = sorted({*nudges(centre), *far})
        assert locate(network, points, cuts).tolist() == [bisect_left(cuts, y) + bisect_right(cuts, y) for y in outputs]


@given(questions())
def test_the_running_bound_encloses_the_output(question: tuple[ReluNetwork, list[Point]]) -> None:
    network, points = question
    for point, lower, upper in zip(points, *(v.tolist() for v in enclose(network, points)), strict=True):
        assert lower <= output(network, point) <= upper


@given(questions())
def test_activation_patterns_are_the_exact_ones(question: tuple[ReluNetwork, list[Point]]) -> None:
    network, points = question
    exact = [by_definition(network, p)[:-1] for p in points]
    for number, signs in enumerate(activation_signs(network, points)):
        assert signs.tolist() == [[(v > 0) - (v < 0) for v in values[number]] for values in exact]


@given(questions(), monotones(), st.data())
def test_failing_and_sides_are_those_of_g(
    question: tuple[ReluNetwork, list[Point]], g: Monotone, chooser: st.DataObject
) -> None:
    network, points = question
    labels = chooser.draw(st.lists(st.integers(0, 1), min_size=len(points), max_size=len(points)))
    end = chooser.draw(st.sampled_from(g.ends or [Fraction(0)]))
    shift = chooser.draw(st.sampled_from(nudges(end - output(network, points[0]))))
    *rest, last = network.layers
    moved = ReluNetwork((*rest, Layer(last.weights, (last.bias[0] + shift,))))  # the first output is next to an end
    outputs = [output(moved, p) for p in points]
    assert failing(moved, points, labels, g).tolist() == [g.fails(y, s) for y, s in zip(outputs, labels, strict=True)]
    for y, s, side in zip(outputs, labels, sides(moved, points, labels, g).tolist(), strict=True):
        right = g.right[s]
        if right is not None:
            below = right.lo is not None and (y < right.lo or (y == right.lo and not right.lo_closed))
            assert side == (-1 if below else 0 if right.contains(y) else 1)


# The bound, under an arithmetic worse than any machine's.


modest = st.builds(
    lambda m, e: Fraction(m) * TWO**e, st.one_of(st.integers(-9, 9), st.fractions(-1, 1, max_denominator=97)),
    st.one_of(st.integers(-3, 3), st.integers(-200, 200), st.integers(-1100, -300)),
)  # fmt: skip


@given(st.data())
def test_the_bound_holds_for_any_order_any_rounding_direction_and_flushed_subnormals(chooser: st.DataObject) -> None:
    sizes = [chooser.draw(st.integers(1, 3)) for _ in range(3)] + [1]
    layers = [
        ([[chooser.draw(modest) for _ in range(i)] for _ in range(o)], [chooser.draw(modest) for _ in range(o)])
        for i, o in pairwise(sizes)
    ]
    network = ReluNetwork.of(layers)
    point = [chooser.draw(modest) for _ in range(sizes[0])]
    state = [theory.evaluation.to_double(v) for v in point]
    magnitudes, computed = [np.abs([state])], []
    for layer in network.layers:
        computed.append(hostile_layer(layer, state, chooser))
        state = [max(0.0, v) for v in computed[-1]]
        magnitudes.append(np.array([state]))
    with np.errstate(all="ignore"):
        errors = list(network.doubles.errors(magnitudes[:-1]))
    for exact, values, bounds in zip(by_definition(network, point), computed, errors, strict=True):
        for z, value, bound in zip(exact, values, bounds[0].tolist(), strict=True):
            assert bound == float("inf") or abs(Fraction(value) - z) <= Fraction(bound)


# Mutants of the bound: each must give a wrong answer to a question that floats alone answer wrongly.

TINIEST = 2.0**-26 + 2.0**-27
LOST_PRODUCT = (  # (1 + 2^-26)(1 + 2^-27) loses its last bit, 2^-53
    ReluNetwork.of([([[1 + 2.0**-26]], [-1 - TINIEST]), ([[1]], [0])]), [1 + 2.0**-27], TWO**-54
)  # fmt: skip
UNDERFLOW = (ReluNetwork.of([([[2.0**-600]], [0]), ([[2.0**1000]], [0])]), [2.0**-600], TWO**-201)
LOST_WEIGHT = (ReluNetwork.of([([[TWO**-1080]], [0]), ([[1]], [0])]), [2.0**800], TWO**-281)
LOST_POINT = (ReluNetwork.of([([[1]], [-1]), ([[1]], [0])]), [1 + TWO**-54], TWO**-55)
HUGE_SUM = [-1.6e308] * 512 + [1.6e308] * 512  # partial sums reach -inf, which rho hides
OVERFLOW = (ReluNetwork.of([([HUGE_SUM], [1e308]), ([[1]], [0])]), [1] * 1024, Fraction(10) ** 307)


@pytest.mark.parametrize(
    ("constant", "value", "instance"),
    [
        ("UNIT", 2.0**-52 / 1000, LOST_PRODUCT),
        ("UNIT", 2.0**-52 / 1000, LOST_POINT),
        ("FLOOR", 0.0, UNDERFLOW),
        ("TINY", 0.0, LOST_WEIGHT),
        ("LIMIT", float("inf"), OVERFLOW),
    ],
    ids=[
        "a thousandth: product",
        "a thousandth: data",
        "no underflow",
        "no lost weights",
        "no overflow",
    ],
)
def test_a_bound_that_is_too_small_gives_a_wrong_answer_and_ours_does_not(
    monkeypatch: pytest.MonkeyPatch, constant: str, value: float, instance: tuple[ReluNetwork, list[Any], Fraction]
) -> None:
    network, point, level = instance
    assert output(network, [Fraction(v) for v in point]) > level
    assert at_least(network, [point], level).all()
    assert sum(locate(network, [point] * 40, [level])) == 80
    monkeypatch.setattr(theory.evaluation, constant, value)
    assert not at_least(network, [point], level).any()


def test_the_bound_grows_with_the_number_of_inputs() -> None:
    """1 + 2^-53 + … + 2^-53 with 2^16 terms: added from left to right in floats it is 1, and 2^16 terms are lost."""
    size = 2**16
    weights = np.full((1, size), 2.0**-53)
    weights[0, 0] = 1
    form, x = DoubleNetwork.of_arrays([(weights, [0.0]), ([[1.0]], [0.0])]), np.ones((3, size))
    first, *_ = form.errors([x, np.ones((3, 1))])
    assert first.min() >= (size - 1) * 2.0**-53
    exact = 1 + (size - 1) * TWO**-53
    assert locate(form, x, [exact]).tolist() == [1, 1, 1]
    assert locate(form, x, [exact - TWO**-70]).tolist() == [2, 2, 2]


def test_the_bounds_of_a_block_come_from_its_own_points_in_every_chunk(monkeypatch: pytest.MonkeyPatch) -> None:
    form = DoubleNetwork.of_arrays([(np.ones((2, 1)), np.zeros(2)), (np.ones((1, 2)), np.zeros(1))])
    x = np.repeat([2.0**30, 2.0**-30, 1.0], 16)[:, None]
    monkeypatch.setattr(theory.evaluation, "BLOCK", 1)
    output, whole = form.blockwise(x)
    monkeypatch.setattr(theory.evaluation, "CHUNK", 1)
    again, parts = form.blockwise(x)
    assert output.tolist() == again.tolist() == (2 * x[:, 0]).tolist()
    assert parts.tolist() == whole.tolist()
    assert whole[0] > whole[32] > whole[16]


@pytest.mark.parametrize("kind", [np.int64, np.uint64])
def test_whole_numbers_that_are_no_doubles_are_points(kind: type) -> None:
    form, points = DoubleNetwork.of_arrays([([[1.0]], [0.0])] * 2), np.array([[2**53 + 1]], kind)
    assert [locate(form, points, [2**53 + k]).tolist() for k in (0, 1, 2)] == [[2], [1], [0]]


@given(st.data())
def test_cuts_between_the_float_and_the_exact_output_are_decided_exactly(chooser: st.DataObject) -> None:
    """The adversary's cut: half way between what NumPy computes and the truth, where the sign of floats is wrong."""
    rng = np.random.default_rng(chooser.draw(st.integers(0, 2**32)))
    sizes = [int(rng.integers(1, 7)) for _ in range(3)] + [1]
    layers = [(rng.standard_normal((o, i)), rng.standard_normal(o)) for i, o in pairwise(sizes)]
    form = DoubleNetwork.of_arrays(layers)
    scales = chooser.draw(
        st.permutations([2.0**-40, 1.0, 2.0**40])
    )  # three blocks of 16 points, each with its own bound
    x = rng.standard_normal((48, sizes[0])) * np.repeat(scales, 16)[:, None]
    exact = ReluNetwork.of([(w.tolist(), b.tolist()) for w, b in layers]).evaluate(x.tolist())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(theory.evaluation, "BLOCK", 1)
        computed, bounds = form.blockwise(x)
        assert [len(set(bounds[k : k + 16].tolist())) for k in (0, 16, 32)] == [1, 1, 1]
        assert len(set(bounds.tolist())) == 3
        for k in range(0, 48, 5):
            cut = (exact[k] + Fraction(computed[k])) / 2
            assert at_least(form, x, cut).tolist() == [z >= cut for z in exact]


def test_the_bound_takes_absolute_values_of_weights_and_inputs() -> None:
    layers, x = random_arrays(2, 5, 1), np.random.default_rng(4).random((40, 2))
    mirrored = [(-layers[0][0], layers[0][1]), *layers[1:]]
    bounds, others = (
        DoubleNetwork.of_arrays(both).blockwise(points)[1].tolist() for both, points in ((layers, x), (mirrored, -x))
    )
    assert bounds == others


def test_the_sign_of_a_neuron_that_floats_get_wrong_is_decided_exactly() -> None:
    """(1 + 2^-26)(1 + 2^-27) less its float but for 2^-52: floats say 2^-52, the truth is 2^-52 + 2^-53."""
    first = Layer.of([[1 + 2.0**-26]], [-1 - TINIEST + 2.0**-52])
    cut = 2.0**-52 + 2.0**-54
    network = ReluNetwork((first, Layer.of([[1], [-1]], [-cut, cut]), Layer.of([[1, 1]], [0])))
    point = [1 + 2.0**-27]
    with np.errstate(all="ignore"):
        ((_, computed, _),) = network.doubles.pointwise(np.array([point]))
    assert [np.sign(values).tolist() for values in computed[:2]] == [[[1]], [[-1, 1]]]
    assert [signs.tolist() for signs in activation_signs(network, [point])] == [[[1]], [[1, -1]]]


@pytest.mark.parametrize("side", [1, -1])
def test_one_neuron_whose_sign_floats_get_wrong_is_enough_to_ask_for_integers(side: int) -> None:
    """Three neurons lose 2^-53 each, and the bias is rounded up, from 6/5 2^-52 to 2^-51: all others are clear."""
    bias = -3 * (1 + Fraction(TINIEST)) - Fraction(6, 5) / 2**52
    first = Layer.of([[1 + 2.0**-26]] * 3, [0] * 3)
    network = ReluNetwork((first, Layer.of([[side] * 3], [side * bias]), Layer.of([[1]], [0])))
    point = [1 + 2.0**-27]
    with np.errstate(all="ignore"):
        ((_, computed, _),) = network.doubles.pointwise(np.array([point]))
    assert np.sign(computed[1]).tolist() == [[-side]]
    assert [signs.tolist() for signs in activation_signs(network, [point])] == [[[1, 1, 1]], [[side]]]


def test_the_bound_of_a_block_is_that_of_its_largest_point() -> None:
    """No bias: at (0, 0) nothing is lost, and its neighbour in the block loses 2^-54, all that there is."""
    network = ReluNetwork.of([([[1, -1]], [0]), ([[1]], [0])])
    assert at_least(network, [[1 + TWO**-54, 1], [0, 0]], TWO**-55).tolist() == [True, False]


def test_layers_wider_than_the_proof_allows_are_decided_by_integers(monkeypatch: pytest.MonkeyPatch) -> None:
    form = DoubleNetwork.of_arrays(random_arrays(3, 2, 1))
    assert np.isfinite(enclose(form, [[1, 1, 1]])[1]).all()
    monkeypatch.setattr(theory.evaluation, "WIDEST", 18)  # 3 + 16 are more
    assert np.isinf(enclose(form, [[1, 1, 1]])[1]).all()


# Speed: what the stages are for.


def random_arrays(*sizes: int) -> list[tuple[Any, Any]]:
    rng = np.random.default_rng(7)
    return [
        ((rng.standard_normal((o, i)) / i**0.5).astype(np.float32), rng.standard_normal(o).astype(np.float32))
        for i, o in pairwise(sizes)
    ]


def test_the_first_stage_decides_nearly_all_points_and_the_last_stage_the_hard_ones(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    layers = random_arrays(2, 64, 64, 1)
    form, x = DoubleNetwork.of_arrays(layers), np.random.default_rng(1).random((3000, 2))
    network = ReluNetwork.of([(w.tolist(), b.tolist()) for w, b in layers])
    asked: dict[str, int] = {"running": 0, "exact": 0}
    running, exact = theory.evaluation._running, theory.evaluation.exact_layer_values

    def counted(form: DoubleNetwork, x: Any) -> Any:
        asked["running"] += len(x)
        return running(form, x)

    def counted_exactly(layers: Any, state: Any) -> Any:
        asked["exact"] += state.ncols()
        return exact(layers, state)

    monkeypatch.setattr(theory.evaluation, "_running", counted)
    monkeypatch.setattr(theory.evaluation, "exact_layer_values", counted_exactly)
    labels = np.arange(3000) % 2
    for points in (x, double_points(3000)):
        assert failing(form, points, labels, identity()).any()
    assert asked["running"] <= 3 and asked["exact"] == 0
    level = network(x[5].tolist())
    assert at_least(form, x, level)[5] and not at_least(form, x, level + TWO**-100)[5]
    assert 2 <= asked["exact"] <= asked["running"] <= 9


def double_points(n: int) -> Any:
    return np.array([[float(v) for v in point] for point in double_training_set(n).points])


@pytest.mark.parametrize(("block", "chunk"), [(1, 1), (64, 64), (100, 1000), (2**20, 2**20)])
def test_answers_do_not_depend_on_how_points_are_cut_into_blocks(
    monkeypatch: pytest.MonkeyPatch, block: int, chunk: int
) -> None:
    layers, x = random_arrays(3, 9, 7, 1), np.random.default_rng(2).standard_normal((101, 3))
    x[17] = 1e307  # overflows, and says nothing about the points of other blocks
    expected = ReluNetwork.of([(w.tolist(), b.tolist()) for w, b in layers]).evaluate(x.tolist())
    cuts = sorted(expected)[::10]
    monkeypatch.setattr(theory.evaluation, "BLOCK", block)
    monkeypatch.setattr(theory.evaluation, "CHUNK", chunk)
    places = [bisect_left(cuts, y) + bisect_right(cuts, y) for y in expected]
    assert locate(DoubleNetwork.of_arrays(layers), x, cuts).tolist() == places


# Arrays, however they lie in memory, and what is refused.


def test_arrays_of_every_layout_and_type_are_the_numbers_they_hold() -> None:
    layers = random_arrays(2, 5, 1)
    form = DoubleNetwork.of_arrays(layers)
    network = ReluNetwork.of([(w.tolist(), b.tolist()) for w, b in layers])
    whole = np.random.default_rng(3).integers(-50, 50, (40, 6))
    level = network(whole[2, :2].tolist())
    for x in (
        whole[:, :2], whole[::-3, ::-4], np.asfortranarray(whole[:, 2:4].astype(float)), whole[:, 1:3].astype(">f8"),
        whole[:, :2].astype(np.int8), whole[:, 2:4].astype(np.float16) / 7, whole[:, :2].astype(object),
        whole[:, :2] + 2**62, whole[:, :2].astype(np.longdouble) / 7,
    ):  # fmt: skip
        expected = [y >= level for y in network.evaluate(list(x))]
        assert at_least(form, x, level).tolist() == at_least(network, x, level).tolist() == expected
        assert failing_set(form, x, [0] * len(x)) == failing_set(network, list(x), [0] * len(x))
    assert locate(form, whole[:0, :2], [1]).tolist() == locate(network, [], []).tolist() == []


@given(st.data())
def test_networks_of_arrays_are_scaled_to_integers_exactly(chooser: st.DataObject) -> None:
    doubles = st.floats(allow_nan=False, allow_infinity=False)
    sizes = [chooser.draw(st.integers(1, 3)) for _ in range(3)] + [1]
    layers = [
        (
            np.array([[chooser.draw(doubles) for _ in range(i)] for _ in range(o)]),
            np.array([chooser.draw(doubles) for _ in range(o)]),
        )
        for i, o in pairwise(sizes)
    ]
    form = DoubleNetwork.of_arrays(layers)
    for matrix, (weights, bias) in zip(form.integer_layers, layers, strict=True):
        *rows, last = [[int(v) for v in row] for row in matrix.tolist()]
        assert last[:-1] == [0] * weights.shape[1] and last[-1] > 0
        exact = [[Fraction(v) for v in (*w, b)] for w, b in zip(weights.tolist(), bias.tolist(), strict=True)]
        assert [[Fraction(v, last[-1]) for v in row] for row in rows] == exact


def test_a_network_of_arrays_is_what_they_held_although_training_goes_on() -> None:
    layers = [(np.ones((1, 1)), np.zeros(1)), (np.ones((1, 1)), np.zeros(1))]
    form = DoubleNetwork.of_arrays(layers)
    assert locate(form, [[1]], [1]).tolist() == [1]  # by integers, which are kept
    for weights, bias in layers:
        np.subtract(weights, 4, out=weights)
        np.add(bias, 1, out=bias)
    assert [locate(form, [[1]], [cut]).tolist() for cut in (0, 1, 2)] == [[2], [1], [0]]
    with pytest.raises(ValueError, match="read-only"):
        form.weights[0][0, 0] = 5


@contextmanager
def subnormals_read_as_zero() -> Iterator[None]:
    """Tell the processor, for this thread, to read subnormal numbers as 0 and to write 0 for them."""
    if platform.machine() not in ("x86_64", "AMD64"):
        pytest.skip("only known for x86-64")
    code = bytes([0x0F, 0xAE, 0x1F, 0xC3, 0x0F, 0xAE, 0x17, 0xC3])  # stmxcsr [rdi]; ret; ldmxcsr [rdi]; ret
    try:
        memory = mmap.mmap(-1, mmap.PAGESIZE, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
    except (AttributeError, OSError):
        pytest.skip("no code can be written to memory here")
    memory.write(code)
    start = ctypes.addressof(ctypes.c_char.from_buffer(memory))
    store, load = (ctypes.CFUNCTYPE(None, ctypes.c_void_p)(start + offset) for offset in (0, 4))
    kept, changed = ctypes.c_uint32(), ctypes.c_uint32()
    store(ctypes.addressof(kept))
    changed.value = kept.value | 0x8040
    load(ctypes.addressof(changed))
    try:
        yield
    finally:
        load(ctypes.addressof(kept))


@pytest.mark.parametrize("dtype", ["<f2", "<f4", ">f4", "<f8"])
def test_decisions_are_right_where_the_processor_reads_subnormals_as_zero(dtype: str) -> None:
    least = {2: TWO**-24, 4: TWO**-149, 8: TWO**-1074}[np.dtype(dtype).itemsize]
    whole = np.dtype(dtype.replace("f", "u"))
    three = np.array([[3], [3 + 2 ** (8 * whole.itemsize - 1)]], whole).view(dtype)  # 3 and -3 times the least number
    one, zero = np.ones((1, 1)), np.zeros(1)
    small = DoubleNetwork.of_arrays([(three, np.zeros(2, dtype)), (np.array([[1.0, -1.0]]), zero)])
    with subnormals_read_as_zero():
        assert np.float64(5e-324) * 2.0**60 == 0
        again = DoubleNetwork.of_arrays([(three, np.zeros(2, dtype)), (np.array([[1.0, -1.0]]), zero)])
        places = [
            [locate(form, [[1], [-1]], [cut - least / 9, cut, cut + least / 9]).tolist() for cut in (3 * least, 0)]
            for form in (small, again)
        ]
        points = locate(DoubleNetwork.of_arrays([(one, zero), (one, zero)]), three, [0, 3 * least]).tolist()
        told = exact_entries(three, "weights")
    assert places == [[[3, 0], [6, 0]], [[3, 0], [6, 0]]]
    assert points == [3, 1]
    assert told == [[3 * least], [-3 * least]]


def test_overflow_and_underflow_warn_of_nothing_even_where_warnings_are_errors() -> None:
    form = DoubleNetwork.of_arrays(
        [(np.full((2, 1), 1e300), np.array([0, -1e308])), (np.array([[1e300, -1e300]]), [1.0])]
    )
    with np.errstate(all="raise"):
        x = np.array([[1e300], [1e-300], [-1e300], [5e-324]])
        assert at_least(form, x, 1).tolist() == [True, True, True, True]
        assert activation_signs(form, x)[0].tolist() == [[1, 1], [1, -1], [-1, -1], [1, -1]]
        assert np.isinf(enclose(form, x)[1][0])


NAN, INFINITY = float("nan"), float("inf")
PLANE = ReluNetwork.of([([[1, 1]], [0]), ([[1]], [0])])


@pytest.mark.parametrize(
    ("points", "reason"),
    [
        (np.array([[NAN, 0]]), "points must be finite"),
        (np.array([[0, -INFINITY]]), "points must be finite"),
        ([[NAN, 0]], "finite"),
        ([[0, INFINITY]], "finite"),
        (np.array([[NAN, 0]], dtype=np.longdouble), "finite"),
        (np.zeros((3, 3)), "shape"),
        (np.zeros(2), "shape"),
        ([[1]], "dimension 1"),
        ([[1, 2], [1, 2, 3]], "dimension 3"),
        (np.zeros((2, 2), dtype=complex), "rational"),
        (np.zeros((2, 2), dtype=bool), "truth value"),
        ([["x", 1]], "rational"),
    ],
)
def test_points_that_are_no_points_are_refused_in_one_line(points: Any, reason: str) -> None:
    for decide in (
        lambda: locate(PLANE, points, [0]),
        lambda: activation_signs(PLANE, points),
        lambda: enclose(PLANE, points),
    ):
        with pytest.raises(BarriersError, match=reason) as told:
            decide()
        assert "\n" not in str(told.value)


@pytest.mark.parametrize(
    ("layers", "reason"),
    [
        ([(np.array([[NAN]]), np.zeros(1)), (np.ones((1, 1)), np.zeros(1))], "weights must be finite"),
        ([(np.ones((1, 1)), np.array([INFINITY])), (np.ones((1, 1)), np.zeros(1))], "biases must be finite"),
        ([(np.ones((2, 1)), np.zeros(1)), (np.ones((1, 2)), np.zeros(1))], "layer 1"),
        ([(np.ones((2, 1)), np.zeros(2)), (np.ones((1, 3)), np.zeros(1))], "layer 2"),
        ([(np.ones((2, 1)), np.zeros(2)), (np.ones((2, 2)), np.zeros(2))], "last width"),
        ([(np.ones((1, 1)), np.zeros(1))], "L >= 2"),
        ([], "L >= 2"),
        ([(np.ones(2), np.zeros(2)), (np.ones((1, 2)), np.zeros(1))], "2 dimensions"),
        ([(np.ones((1, 1), dtype=np.longdouble), np.zeros(1)), (np.ones((1, 1)), np.zeros(1))], "array of floats"),
        ([(np.ones((0, 1)), np.zeros(0)), (np.ones((1, 0)), np.zeros(1))], "array of floats"),
    ],
)
def test_arrays_that_are_no_network_are_refused(layers: Any, reason: str) -> None:
    with pytest.raises(BarriersError, match=reason):
        DoubleNetwork.of_arrays(layers)


def test_cuts_and_labels_must_make_sense() -> None:
    for cuts in ([1, 1], [2, 1], list(range(64))):
        with pytest.raises(BarriersError, match="cuts"):
            locate(PLANE, [[0, 0]], cuts)
    for labels in ([], [2], [-1], [[0]], [0.5]):
        with pytest.raises(BarriersError, match="labels"):
            failing(PLANE, [[0, 0]], labels, identity())  # type: ignore[arg-type]
