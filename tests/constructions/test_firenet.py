"""E0-E3: sharpness, one block, restarts, constants; exactly in rationals, or in runs whose rounding is enclosed."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import product
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from constructions.enclosures import enclose, rounding
from constructions.firenet import (
    Firenet,
    Iteration,
    State,
    block,
    firenet,
    firenet_for,
    norm_above,
    outputs,
    project,
    require_delta,
    run,
    spread,
)
from constructions.inverse_problems import Matrix
from constructions.null_space import (
    NullSpace,
    certify,
    from_isometry,
    hadamard_constants,
    hadamard_matrix,
    isometry_bound,
    largest_order,
    required,
)
from constructions.operators import Operator, as_operator, haar, image_sampling, inverse_haar, walsh
from constructions.rational_matrices import norm_bound, rational_matrix
from theory.exact import BarriersError, Undecided, sqrt_enclosure

ZERO, ONE = Fraction(0), Fraction(1)
small = st.fractions(-3, 3, max_denominator=8)
whole = st.integers(-9, 9).map(Fraction)
positive = st.fractions(Fraction(1, 8), 4, max_denominator=8)
MATRICES = {k: hadamard_matrix(k) for k in range(4)}
NORM = norm_bound(MATRICES[1])
Vector = Sequence[Fraction]


def dot(u: Vector, v: Vector) -> Fraction:
    return sum((a * b for a, b in zip(u, v, strict=True)), ZERO)


def times(matrix: Matrix, x: Vector) -> list[Fraction]:
    return [dot(row, x) for row in matrix]


def root(square: Fraction) -> tuple[Fraction, Fraction]:
    return sqrt_enclosure(square, 120)


def objective(matrix: Matrix, y: Vector, lam: Fraction, z: Vector) -> tuple[Fraction, Fraction]:
    """An enclosure of F(z); of width 0 for one row."""
    off = [v - b for v, b in zip(times(matrix, z), y, strict=True)]
    norm = (abs(off[0]),) * 2 if len(off) == 1 else root(dot(off, off))
    cost = lam * sum(map(abs, z), ZERO)
    return cost + norm[0], cost + norm[1]


def sparse(draw: st.DrawFn, size: int, order: int) -> list[Fraction]:
    support = draw(st.lists(st.integers(0, size - 1), min_size=order, max_size=order, unique=True))
    x = [ZERO] * size
    for j in support:
        x[j] = draw(small)
    return x


# E3 and the null space property.


def null_space_property(matrix: Matrix, rho: Fraction, gamma: Fraction, order: int, v: Vector) -> bool:
    """Whether no S contradicts the inequality for v; the largest entries are the worst S."""
    order_by_size = sorted(v, key=abs, reverse=True)
    head, tail = order_by_size[:order], sum(map(abs, order_by_size[order:]), ZERO)
    image = times(matrix, v)
    most = rho * tail / root(Fraction(order))[0] + gamma * root(dot(image, image))[1]
    return root(dot(head, head))[0] <= most


COHERENT = rational_matrix([["3/2", 0, "1/10"], [0, "8/5", 0], ["1/10", 0, "3/2"]])
TIGHT = rational_matrix([["6/5", 0, 0, 0], [0, "4/5", 0, 0], [0, 0, 1, "2/5"], [0, 0, 0, "11/12"]])
CERTIFIED = [(MATRICES[1], 1), (MATRICES[2], 1), (MATRICES[2], 2), (COHERENT, 1), (TIGHT, 1)]


@pytest.mark.result("E3")
@given(st.sampled_from(range(len(CERTIFIED))), st.data())
def test_certified_constants_are_constants_of_the_null_space_property(i: int, chooser: st.DataObject) -> None:
    matrix, order = CERTIFIED[i]
    found = required(matrix, order)
    v = [chooser.draw(st.one_of(small, st.just(ZERO))) for _ in matrix[0]]
    assert null_space_property(matrix, found.rho, found.gamma, order, v)


@pytest.mark.result("E3")
def test_the_three_routes_are_taken_and_smaller_constants_are_refuted() -> None:
    routes = [required(matrix, order).route for matrix, order in CERTIFIED]
    assert routes == ["two orthonormal bases"] * 3 + ["mutual coherence", "all supports"]
    for matrix, order in CERTIFIED:
        found, unit = required(matrix, order), [ONE] + [ZERO] * (len(matrix[0]) - 1)
        assert not null_space_property(matrix, found.rho, found.gamma / 4, order, unit)
        small_gamma = found.gamma * (1 - Fraction(1, 10**6))
        with pytest.raises(BarriersError, match="do not follow"):
            NullSpace(order, found.isometry, found.rho, small_gamma, "", found.scale)
        with pytest.raises(BarriersError, match="do not follow"):
            NullSpace(order, found.isometry, found.rho * (1 - Fraction(1, 10**6)), 2 * found.gamma, "", found.scale)


@pytest.mark.result("E3")
@given(st.integers(0, 3), st.data())
def test_the_matrices_have_unit_columns_coherence_two_to_minus_k_and_norm_root_two(
    k: int, chooser: st.DataObject
) -> None:
    matrix = MATRICES[k]
    columns = list(zip(*matrix, strict=True))
    i, j = (chooser.draw(st.integers(0, len(columns) - 1)) for _ in range(2))
    same = (i < 4**k) == (j < 4**k)
    assert abs(dot(columns[i], columns[j])) == (1 if i == j else 0 if same else Fraction(1, 2**k))
    a, b = (chooser.draw(st.integers(0, 4**k - 1)) for _ in range(2))
    assert dot(matrix[a], matrix[b]) == 2 * (a == b)
    assert 2 <= norm_bound(matrix) ** 2 <= 2 + Fraction(1, 10**6)


@pytest.mark.result("E3")
@given(st.integers(0, 40), st.integers(1, 10**6))
def test_the_order_is_decided_with_integers(k: int, s: int) -> None:
    if k <= 8:
        top = largest_order(k)
        assert 41 * top**2 < 16 * 4**k <= 41 * (top + 1) ** 2
    admitted = 41 * s**2 < 16 * 4**k
    try:
        found = from_isometry(Fraction(s, 2**k), s, "two orthonormal bases")
        assert admitted
        assert found.rho < 1
    except BarriersError as error:
        assert not admitted or "too near" in str(error)  # noqa: PT017


@pytest.mark.result("E3")
@given(st.lists(small, min_size=12, max_size=12))
def test_the_bound_over_all_supports_is_the_isometry_constant_up_to_its_grid(entries: list[Fraction]) -> None:
    matrix = tuple(tuple(Fraction(i == j) + v / 8 for j, v in enumerate(entries[4 * i : 4 * i + 4])) for i in range(3))
    bound, route, scale = isometry_bound(matrix, 1)
    a = np.array(matrix, dtype=float) * float(scale)
    pairs = [a[:, [i, j]] for i in range(4) for j in range(i)]
    exact = max(np.abs(np.linalg.eigvalsh(p.T @ p) - 1).max() for p in pairs)
    assert float(bound) >= exact - 1e-12
    assert route != "all supports" or bound == 1 or float(bound) <= max(exact, 0) + 2**-10 + 1e-12 or exact > 1 - 1e-9


@pytest.mark.result("E3")
def test_what_is_not_certified_is_said_to_be_so() -> None:
    assert certify([[1, 0, 1], [0, 1, 1]], 1) is None
    twins = [[1, 1, 0], [0, 0, 1]]  # of rank 2, but two columns are equal: nothing sparse is determined
    assert certify(twins, 1) is None
    with pytest.raises(BarriersError, match="are certified"):
        required(twins, 1)
    with pytest.raises(BarriersError, match="41 s\\^2 < 16"):
        hadamard_constants(1, 2)
    for rows in ([], [[]], [[1, 2], [3]], [[float("nan")]]):
        with pytest.raises(BarriersError):
            certify(rows, 1)
    with pytest.raises(BarriersError, match="zero"):
        norm_bound(rational_matrix([[0, 0]]))


@pytest.mark.result("E3")
@given(st.lists(small, min_size=6, max_size=6), st.lists(small, min_size=3, max_size=3))
def test_no_vector_is_stretched_by_more_than_the_bound_on_the_norm(entries: list[Fraction], v: list[Fraction]) -> None:
    matrix = (tuple(entries[:3]), tuple(entries[3:]))
    if any(entries):
        image = times(matrix, v)
        assert dot(image, image) <= norm_bound(matrix) ** 2 * dot(v, v)
        assert float(norm_bound(matrix)) <= 1.04 * np.linalg.norm(np.array(matrix, dtype=float), 2) + 1e-6


# E0.


@pytest.mark.result("E0")
@given(st.data(), st.sampled_from([(1, 1), (2, 1), (2, 2)]), st.sampled_from([ONE, Fraction(1, 3)]))
def test_the_distance_is_at_most_the_sharpness_times_the_gap(
    chooser: st.DataObject, which: tuple[int, int], part: Fraction
) -> None:
    (k, order), matrix = which, MATRICES[which[0]]
    constants, n = hadamard_constants(k, order), 2 * 4**k
    lam = constants.largest_lambda() * part
    z, x = (sparse(chooser.draw, n, chooser.draw(st.integers(0, 4))) for _ in range(2))
    y = [chooser.draw(small) for _ in matrix] if chooser.draw(st.booleans()) else times(matrix, x)
    assert sharp(matrix, constants, lam, constants.sharpness(lam), (z, x, y))


def sharp(
    matrix: Matrix, constants: NullSpace, lam: Fraction, sharpness: Fraction, data: tuple[Vector, Vector, Vector]
) -> bool:
    """Whether z, x, y do not contradict E0 with this constant."""
    z, x, y = data
    off = [v - w for v, w in zip(z, x, strict=True)]
    gap = objective(matrix, y, lam, z)[1] - objective(matrix, y, lam, x)[0]
    most = sharpness * (gap + spread(matrix, x, y, lam, constants.order))
    return root(dot(off, off))[0] <= most


@pytest.mark.result("E0")
def test_a_much_smaller_constant_is_no_constant() -> None:
    constants, matrix = hadamard_constants(1, 1), MATRICES[1]
    lam = constants.largest_lambda()
    data = ([ONE] + [ZERO] * 7, [ZERO] * 8, [ZERO] * 4)
    assert sharp(matrix, constants, lam, constants.sharpness(lam), data)
    assert not sharp(matrix, constants, lam, constants.sharpness(lam) / 30, data)


# E1, exactly: with one row all lengths are rational.


def exact_operator(row: Vector) -> Operator:
    return as_operator([list(row)], object)


def block_output(layers: Sequence[Iteration], row: Vector, y: Fraction, start: Vector) -> list[Fraction]:
    state = State(np.array(start, dtype=object), np.array([ZERO]), np.array(start, dtype=object))
    for layer in layers:
        state = layer(state, exact_operator(row), np.array([y], dtype=object))
    return list(state.z)


def within_e1(layers: Sequence[Iteration], row: Vector, y: Fraction, start: Vector, x: Vector) -> bool:
    first, z = layers[0], block_output(layers, row, y, start)
    gap = objective((tuple(row),), [y], first.lam, z)[0] - objective((tuple(row),), [y], first.lam, x)[0]
    off = [v - w for v, w in zip(x, start, strict=True)]
    return gap <= (dot(off, off) / first.tau1 + 1 / first.tau2) / first.p


@st.composite
def blocks(draw: st.DrawFn) -> tuple[tuple[Iteration, ...], list[Fraction], Fraction, list[Fraction], list[Fraction]]:
    """Layers with tau_1 tau_2 ||A||^2 <= 1, a row, y, a start and x."""
    n, p = draw(st.integers(1, 3)), draw(st.integers(1, 6))
    row = [draw(small) for _ in range(n - 1)] + [draw(positive)]
    tau1, part = draw(positive), draw(st.sampled_from([ONE, Fraction(9, 10), Fraction(1, 2)]))
    layers = block(p, draw(positive), tau1, part / (tau1 * dot(row, row)))
    start, x = ([draw(small) for _ in range(n)] for _ in range(2))
    return layers, row, draw(small), start, x


@pytest.mark.result("E1")
@given(blocks())
def test_the_mean_of_a_block_is_as_good_as_promised(drawn: Any) -> None:
    assert within_e1(*drawn)


class EarlierMean(Iteration):
    """A mutant: the mean of z^0, …, z^(p-1)."""

    def __call__(self, state: State, operator: Operator, y: Any) -> State:
        before = state.total if self.step > 1 else 0 * state.z
        after = super().__call__(state, operator, y)
        total = before + state.z
        return State(total / self.p if self.step == self.p else after.z, after.u, total)


@pytest.mark.result("E1")
def test_averaging_the_iterates_one_too_early_is_caught() -> None:
    good = block(1, Fraction(3), ONE, ONE)
    case = ([ONE], ZERO, [ONE], [ZERO])
    assert within_e1(good, *case)
    assert not within_e1([EarlierMean(**vars(layer)) for layer in good], *case)


def iteration_gap(
    layer: Iteration, a: Fraction, y: Fraction, here: tuple[Fraction, Fraction], x: Fraction, v: Fraction
) -> Fraction:
    """Delta - Delta' - gap of one iteration in one dimension; E1 rests on its being >= 0."""
    state = State(np.array([here[0]]), np.array([here[1]]), np.array([ZERO]))
    after = layer(state, exact_operator([a]), np.array([y], dtype=object))
    z, u, lam = after.total[0] / 1, after.u[0], layer.lam

    def distance(p: Fraction, q: Fraction) -> Fraction:
        return (x - p) ** 2 / (2 * layer.tau1) + (v - q) ** 2 / (2 * layer.tau2) - a * (x - p) * (v - q)

    gap = (lam * abs(z) + (a * z - y) * v) - (lam * abs(x) + (a * x - y) * u)
    return distance(*here) - distance(z, u) - gap


@pytest.mark.result("E1")
@given(
    positive,
    positive,
    positive,
    st.tuples(small, st.fractions(-1, 1, max_denominator=9)),
    st.tuples(small, small),
    small,
)
def test_one_iteration_comes_nearer_by_its_gap(
    a: Fraction,
    tau: Fraction,
    lam: Fraction,
    here: tuple[Fraction, Fraction],
    points: tuple[Fraction, Fraction],
    y: Fraction,
) -> None:
    v = max(-ONE, min(ONE, points[1]))
    layer = Iteration(1, 2, 3, tau, 1 / (tau * a * a), lam)  # step 2 of 3 keeps z, u and starts no mean
    assert iteration_gap(layer, a, y, here, points[0], v) >= 0


@pytest.mark.result("E1")
def test_a_step_5_percent_too_large_is_caught() -> None:
    """Here z moves by -1/2 and u by 1/2, along which the metric of too large steps is negative."""
    here, x, y = (Fraction(5), Fraction(-1, 2)), Fraction(1), Fraction(3, 2)
    found = []
    for tau in (ONE, Fraction(21, 20)):
        lam, z = Fraction(1, 5), here[0]
        moved = z - tau * (here[1] + lam)
        y = 2 * moved - z - (moved - z) / tau  # so that u moves as z does
        found.append(iteration_gap(Iteration(1, 2, 3, tau, tau, lam), ONE, y, here, x, ZERO))
    assert found[0] == 0
    assert found[1] < 0
    with pytest.raises(BarriersError, match=r"tau_1 tau_2 \|\|A\|\|\^2 <= 1 is required, here it is 441/400"):
        Firenet(ONE, ONE, ONE, Fraction(21, 20), Fraction(1, 2), 4, 1, ONE, ZERO)


# E2.


@st.composite
def measurements(draw: st.DrawFn) -> tuple[Matrix, list[Fraction], list[Fraction], Firenet]:
    """A, s-sparse x or one with a tail, y = Ax + e, and a network with admissible parameters."""
    k, order = draw(st.sampled_from([(1, 1)] * 5 + [(2, 1), (2, 2)]))
    matrix = MATRICES[k]
    constants = hadamard_constants(k, order)
    if draw(st.booleans()):  # larger constants are constants
        room = Fraction(5, 8) - constants.isometry
        constants = from_isometry(
            constants.isometry + draw(st.fractions(0, room, max_denominator=64)) * Fraction(3, 4), order, "x"
        )
    x = sparse(draw, len(matrix[0]), draw(st.sampled_from([order, order, order + 2])))
    noise = draw(st.sampled_from([ZERO, ZERO, Fraction(1, 100), ONE]))
    y = [v + noise * draw(st.fractions(-1, 1, max_denominator=5)) for v in times(matrix, x)]
    lam = constants.largest_lambda() * draw(st.sampled_from([ONE, Fraction(3, 4)]))
    delta = spread(matrix, x, y, lam, order) * draw(st.sampled_from([ONE, Fraction(3, 2)]))
    start = norm_above(y) + draw(st.sampled_from([ZERO, ONE])) + (0 if any(y) else 1)
    tau = draw(st.sampled_from([None, Fraction(1, 3), Fraction(7, 10)]))
    upsilon = draw(st.sampled_from([Fraction(3, 8), Fraction(3, 4)]))
    restarts = draw(st.integers(1, 3))
    network = firenet(constants, NORM, start=start, delta=delta, restarts=restarts, upsilon=upsilon, lam=lam, tau=tau)
    return matrix, x, y, network


@pytest.mark.result("E2")
@given(measurements())
def test_every_rigorous_run_keeps_the_bound(drawn: tuple[Matrix, list[Fraction], list[Fraction], Firenet]) -> None:
    matrix, x, y, network = drawn
    found = enclose(network, matrix, y, bits=40)
    assert found.admits(x)
    lipschitz = network.lam * len(x) + network.norm
    gap = objective(matrix, y, network.lam, found.centre)[1] - objective(matrix, y, network.lam, x)[0]
    assert gap <= network.gap(network.restarts) + lipschitz * found.radius
    closed = network.upsilon**network.restarts * network.start + network.delta / (1 - network.upsilon)
    assert network.bound <= network.sharpness * closed
    assert len(network.layers) == network.restarts * network.p
    for layer in network.layers:
        assert (layer.tau1, layer.tau2) == (network.tau / network.theta(layer.restart), network.tau**2 / layer.tau1)
        assert layer.tau1 * layer.tau2 * network.norm**2 <= 1


class LateTheta(Firenet):
    """A mutant: theta of the next restart."""

    def theta(self, k: int) -> Fraction:
        return super().theta(k + 1)


def exact_gaps(kind: type[Firenet], restarts: int) -> list[tuple[Fraction, Fraction]]:
    """(F(z_k) - F(x), eps_k) for A = 1, y = x = 1, in rationals; there C/D > 1/3 and C^ = 13/4 is enough."""
    constants = required([[1]], 1)
    lam, sharpness = Fraction(1, 3), Fraction(13, 4)
    assert constants.sharpness(lam) <= sharpness
    network = kind(lam, sharpness, ONE, ONE, Fraction(1, 128), 832, restarts, ONE, ZERO)
    found = outputs(network, [[ONE]], [ONE], dtype=object)
    cost = [objective(((ONE,),), [ONE], lam, list(z))[0] - lam for z in found]
    return [(gap, network.gap(k)) for k, gap in enumerate(cost, 1)]


@pytest.mark.result("E2")
def test_every_restart_keeps_its_gap_in_rationals_and_theta_of_the_wrong_level_is_caught() -> None:
    assert all(gap <= most for gap, most in exact_gaps(Firenet, 2))
    gap, most = exact_gaps(LateTheta, 1)[0]
    assert gap > most


@pytest.mark.result("E2")
@given(st.lists(small, min_size=1, max_size=3).filter(any), small, st.integers(8, 60))
def test_the_enclosure_contains_the_exact_output(row: list[Fraction], y: Fraction, bits: int) -> None:
    norm = norm_bound((tuple(row),))
    network = Firenet(ONE / 2, norm, norm, Fraction(9, 10) / norm, ONE / 2, 6 * int(norm**2 + 1), 2, abs(y) + 1, ONE)
    exact = list(run(network, [row], [y], dtype=object))
    found = enclose(network, [row], [y], bits=bits)
    off = [v - w for v, w in zip(found.centre, exact, strict=True)]
    assert dot(off, off) <= found.radius**2
    assert found.radius <= Fraction(1, 2**bits)


@pytest.mark.result("E2")
def test_the_radius_is_needed_and_a_smaller_one_is_refuted() -> None:
    network = Firenet(Fraction(1, 3), ONE, Fraction(4, 3), Fraction(2, 3), ONE / 2, 6, 2, ONE, ONE)
    exact, found = run(network, [[1, "1/3"]], ["5/7"], dtype=object), enclose(network, [[1, "1/3"]], ["5/7"], bits=20)
    off = [v - w for v, w in zip(found.centre, exact, strict=True)]
    assert 0 < dot(off, off) <= found.radius**2
    assert dot(off, off) > (found.radius / 2**20) ** 2
    assert rounding(network, (1, 2), 40) > 2 * rounding(network, (1, 2), 42)


@pytest.mark.result("E2")
@given(measurements())
def test_runs_of_other_precisions_enclose_the_same_output(
    drawn: tuple[Matrix, list[Fraction], list[Fraction], Firenet],
) -> None:
    matrix, _, y, network = drawn
    if len(network.layers) > 300:
        return
    coarse, fine = (enclose(network, matrix, y, bits=bits) for bits in (20, 90))
    off = [v - w for v, w in zip(coarse.centre, fine.centre, strict=True)]
    assert dot(off, off) <= (coarse.radius + fine.radius) ** 2
    floats = run(network, matrix, np.array(y, dtype=float))
    assert np.linalg.norm(floats - np.array(fine.centre, dtype=float)) < 1e-10


@pytest.mark.result("E2")
def test_floats_of_every_kind_and_every_form_of_a_matrix_give_the_same_recovery() -> None:
    from scipy.sparse import csr_array
    from scipy.sparse.linalg import aslinearoperator

    matrix = np.array(MATRICES[2], dtype=float)
    x = np.zeros(32)
    x[[3, 20]] = 1.0, -0.5
    network = firenet(hadamard_constants(2, 2), NORM, start=2, restarts=8)
    y, bound = matrix @ x, float(network.bound)
    for form in (matrix, MATRICES[2], csr_array(matrix), aslinearoperator(matrix), as_operator(matrix, np.float64)):
        assert np.linalg.norm(run(network, form, y) - x) < bound
    single, double = run(network, matrix, y, dtype=np.float32), run(network, matrix, y)
    assert (single.dtype, double.dtype) == (np.float32, np.float64)
    assert np.linalg.norm(single - x) < bound
    turned = run(network, matrix.astype(complex), 1j * y, dtype=np.complex128)
    assert np.linalg.norm(turned - 1j * x) < bound
    twisted = matrix * np.exp(1j * np.arange(16))[:, None]  # unitary rows hide the structure
    assert np.linalg.norm(run(network, twisted, twisted @ x, dtype=complex) - x) < bound
    slow = [np.linalg.norm(z - x) for z in outputs(network, matrix, y, restarted=False)]
    fast = [np.linalg.norm(z - x) for z in outputs(network, matrix, y)]
    assert fast[-1] < slow[-1] / 50


@pytest.mark.result("E2")
def test_hypotheses_are_named_with_the_value_that_violates_them() -> None:
    constants, matrix = hadamard_constants(1, 1), MATRICES[1]
    admitted = {"start": 1, "restarts": 2}
    for options, told in (
        ({"lam": constants.largest_lambda() + Fraction(1, 1000)}, r"lambda must lie in \(0, C/\(D sqrt\(s\)\)\]"),
        ({"lam": 0}, "lambda must lie"),
        ({"tau": Fraction(3, 4)}, r"tau_1 tau_2 \|\|A\|\|\^2 <= 1 is required, here it is"),
        ({"tau": 0}, "tau > 0"),
        ({"upsilon": 1}, "upsilon"),
        ({"upsilon": 0}, "upsilon"),
        ({"restarts": 0}, "restarts must be an integer >= 1"),
        ({"start": 0}, "the answer is 0"),
        ({"start": 1, "delta": -1}, "delta >= 0"),
        ({"p": 5}, "p >= 2 C"),
        ({"start": float("nan")}, "finite"),
    ):
        with pytest.raises(BarriersError, match=told):
            firenet(constants, NORM, **(admitted | options))
    network = firenet(constants, NORM, **admitted)
    nan, i = float("nan"), 1j
    for rows, y, told in (
        (matrix, [1, 0, 0, nan], "NaN"),
        (np.full((4, 8), nan), [1, 0, 0, 0], "NaN"),
        (matrix, [1, 0, 0], "entries"),
        (matrix, [i, 0, 0, 0], "complex"),
        (np.full((4, 8), i), [1, 0, 0, 0], "complex"),
        ([1, 2], [1], "matrix"),
        (matrix, ["a", 0, 0, 0], "expected a rational"),
    ):
        with pytest.raises(BarriersError, match=told):
            run(network, rows, np.array(y) if i in y else y)
    for y, told in (([2, 0, 0, 0], "start"), ([1, 0], "entries"), ([nan, 0, 0, 0], "finite")):
        with pytest.raises(BarriersError, match=told):
            enclose(network, matrix, y)
    with pytest.raises(BarriersError, match="not certified"):
        enclose(firenet(constants, 1, **admitted), matrix, [1, 0, 0, 0])
    with pytest.raises(BarriersError, match=r"tau \|\|A\|\| < 1"):
        rounding(firenet(constants, 1, tau=1, **admitted), (4, 8), 10)
    with pytest.raises(BarriersError, match="the answer is 0"):
        firenet_for(matrix, [0] * 4, 1)
    with pytest.raises(BarriersError, match="are certified"):
        firenet_for([[1, 1, 0], [1, 1, 0]], [1, 1], 1)
    with pytest.raises(Undecided):
        project(np.array([ONE, ONE]))
    assert list(project(np.array([Fraction(3), Fraction(4)]))) == [Fraction(3, 5), Fraction(4, 5)]


@pytest.mark.result("E2")
def test_delta_too_small_for_the_data_is_told() -> None:
    """With x known G(x, y) is computed; a network with a smaller delta has another hypothesis than E2."""
    matrix, x = MATRICES[1], [ONE, Fraction(1, 10)] + [ZERO] * 6
    y = times(matrix, x)
    lam = hadamard_constants(1, 1).largest_lambda()
    assert spread(matrix, x, y, lam, 1) == lam / 5
    assert spread(matrix, x, y, lam, 2) == 0
    off = [y[0] + Fraction(3), y[1] + Fraction(4), *y[2:]]
    assert spread(matrix, x, off, lam, 2) == 10
    for order, delta, data in ((1, lam / 5, y), (2, 0, y), (2, 10, off)):
        network = firenet(hadamard_constants(1, 1), NORM, start=9, delta=delta)
        require_delta(network, matrix, x, data, order)
    for order, delta, data in ((1, lam / 5 - Fraction(1, 10**9), y), (1, 0, y), (2, 10 - Fraction(1, 10**9), off)):
        network = firenet(hadamard_constants(1, 1), NORM, start=9, delta=delta)
        with pytest.raises(BarriersError, match="delta >= G"):
            require_delta(network, matrix, x, data, order)


# Transforms of images.


@pytest.mark.infrastructure
@given(st.lists(whole, min_size=16, max_size=16), st.lists(whole, min_size=5, max_size=5), st.data())
def test_the_adjoint_of_sampled_walsh_and_haar_coefficients_is_exact(
    v: list[Fraction], u: list[Fraction], chooser: st.DataObject
) -> None:
    kept = chooser.draw(st.lists(st.integers(0, 15), min_size=5, max_size=5, unique=True))
    sampling = image_sampling(4, kept)
    image, sample = np.array(v, dtype=object), np.array(u, dtype=object)
    assert dot(list(sampling.apply(image)), u) == dot(v, list(sampling.adjoint(sample)))
    assert dot(list(sampling.apply(image)), list(sampling.apply(image))) <= dot(v, v)
    square = image.reshape(4, 4)
    for back in (inverse_haar(haar(square)), haar(inverse_haar(square)), walsh(walsh(square))):
        assert (back == square).all()


@pytest.mark.infrastructure
def test_fourier_sampling_is_a_part_of_a_unitary_map_and_wrong_sizes_are_refused() -> None:
    sampling, rng = image_sampling(8, [0, 5, 9], "fourier"), np.random.default_rng(0)
    v, u = rng.normal(size=64), rng.normal(size=3) + 1j * rng.normal(size=3)
    assert abs(np.vdot(u, sampling.apply(v)) - np.vdot(sampling.adjoint(u), v)) < 1e-12
    for side, transform in product((0, 1, 6), ("walsh",)):
        with pytest.raises(BarriersError, match="2\\^k"):
            image_sampling(side, [0], transform)
    with pytest.raises(BarriersError, match="fourier"):
        image_sampling(4, [0], "cosine")
    with pytest.raises(BarriersError, match="4\\^k"):
        walsh(np.zeros(8))
