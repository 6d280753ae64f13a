"""E0-E3 at the limits of their hypotheses: data a network was not built for, number types, scales, weights, radii."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from fractions import Fraction
from random import Random
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse import csr_array
from scipy.sparse.linalg import LinearOperator, aslinearoperator

from constructions import enclosures
from constructions.enclosures import enclose, rounding
from constructions.firenet import (
    Firenet,
    firenet,
    firenet_for,
    norm_above,
    outputs,
    project,
    require_delta,
    run,
    spread,
)
from constructions.null_space import (
    certify,
    from_isometry,
    hadamard_constants,
    hadamard_matrix,
    largest_order,
    require_constants,
    required,
    weighted,
)
from constructions.operators import (
    Operator,
    as_operator,
    finite,
    haar,
    image_sampling,
    inverse_haar,
    require_norm,
    unweighted,
)
from constructions.rational_matrices import norm_bound, rational_matrix, root_above, root_below
from constructions.recovery import recovery
from theory.exact import BarriersError, natural, sqrt_enclosure

ZERO, ONE = Fraction(0), Fraction(1)
H4, H16 = hadamard_matrix(1), hadamard_matrix(2)
DENSE = np.array(H4, dtype=float)
NETWORK = firenet(hadamard_constants(1, 1), norm_bound(H4), start=2, restarts=3)
UNIT = [1, 0, 0, 0]
FORMS: list[Callable[[Any], Any]] = [lambda a: a, csr_array, aslinearoperator, lambda a: as_operator(a, float)]


# A network and its data (E2).


@pytest.mark.result("E2")
@pytest.mark.parametrize("form", FORMS)
def test_data_longer_than_the_network_was_built_for_are_refused(form: Callable[[Any], Any]) -> None:
    for dtype in (np.float64, np.float32, np.complex128):
        assert run(NETWORK, form(DENSE), [2, 0, 0, 0], dtype=dtype).shape == (8,)
        with pytest.raises(BarriersError, match=r"\|\|y\|\|_2 <= start"):
            run(NETWORK, form(DENSE), [Fraction(2001, 1000), 0, 0, 0], dtype=dtype)
    short = Firenet(ONE, ONE, ONE, ONE, ONE / 2, 4, 1, ONE, ZERO)
    assert len(run(short, [[1]], [1], dtype=object)) == 1
    with pytest.raises(BarriersError, match="start"):  # in rationals there is nothing to forgive
        run(short, [[1]], [1 + Fraction(1, 10**30)], dtype=object)


@pytest.mark.result("E2")
@pytest.mark.parametrize("form", FORMS)
def test_a_matrix_longer_than_the_network_was_built_for_is_refused(form: Callable[[Any], Any]) -> None:
    for factor in (100.0, 1.01, 1e150, -3.0):
        with pytest.raises(BarriersError, match="stretches a vector by more"):
            run(NETWORK, form(factor * DENSE), UNIT)
    assert run(NETWORK, form(DENSE / 2), UNIT).shape == (8,)
    with pytest.raises(BarriersError, match="NaN"):
        list(outputs(NETWORK, aslinearoperator(np.full((4, 8), np.nan)), UNIT))


@pytest.mark.result("E2")
@given(st.lists(st.fractions(-3, 3, max_denominator=8), min_size=6, max_size=6).filter(any))
def test_no_vector_is_found_to_be_stretched_by_more_than_a_bound_on_the_norm(entries: list[Fraction]) -> None:
    rows = (tuple(entries[:3]), tuple(entries[3:]))
    for dtype in (object, np.float64, np.float32, np.complex64):
        require_norm(as_operator(rows, dtype), dtype, norm_bound(rows))
    largest = Fraction(np.linalg.norm(np.array(rows, dtype=float), 2)) * Fraction(2, 3)
    if entries[0] and not any(entries[1:]):
        with pytest.raises(BarriersError, match="stretches"):
            require_norm(as_operator(rows, object), object, largest)


@pytest.mark.result("E2")
def test_a_rigorous_run_certifies_its_constants_from_the_matrix_and_without_them_assumes_them() -> None:
    constants = hadamard_constants(1, 1)
    twins, other = [[1, 1]], firenet(constants, norm_bound(H4), start=2, restarts=20)
    assumed = enclose(other, twins, [1])
    assert assumed.order is None  # C^ was the caller's word, and it was wrong:
    assert not assumed.admits([1, 0])
    with pytest.raises(BarriersError, match="are certified"):
        enclose(other, twins, [1], constants=constants)
    y = [ONE, ONE / 2, ONE / 2, -ONE / 2]
    sure = enclose(other, H4, y, constants=constants)
    assert sure.order == 1
    larger = from_isometry(constants.isometry + Fraction(1, 100), 1, "larger ones are constants, too")
    require_constants(H4, larger)
    smaller = from_isometry(constants.isometry - Fraction(1, 100), 1, "smaller ones need not be")
    with pytest.raises(BarriersError, match="are not certified for this matrix"):
        enclose(other, H4, y, constants=smaller)
    for delta, scale in ((constants.isometry, ONE / 2), (constants.isometry / 2, 4 * ONE)):  # gamma, rho alone
        with pytest.raises(BarriersError, match="are not certified for this matrix"):
            require_constants(H4, from_isometry(delta, 1, "of another multiple", scale))
    values = vars(other) | {"sharpness": other.sharpness * Fraction(99, 100)}
    values.pop("layers", None)
    with pytest.raises(BarriersError, match=r"C\^ = .* is not certified"):
        enclose(Firenet(**values), H4, y, constants=constants)


# Number types and ranges.


@pytest.mark.result("E2")
def test_restarts_beyond_the_range_of_a_number_type_are_refused_before_they_return_nan() -> None:
    def network(n: int) -> Firenet:
        return firenet(hadamard_constants(1, 1), norm_bound(H4), start=2, restarts=n)

    x = np.zeros(8)
    x[5] = 1.0
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for dtype in (np.float32, np.complex64):
            assert np.linalg.norm(run(network(60), DENSE, DENSE @ x, dtype=dtype) - x) < 1e-5
            with pytest.raises(BarriersError, match="restart 120 has step sizes beyond"):
                run(network(120), DENSE, DENSE @ x, dtype=dtype)
        with pytest.raises(BarriersError, match="restart 1000 has step sizes beyond float64"):
            run(network(1000), DENSE, DENSE @ x)


@pytest.mark.result("E1")
def test_a_vector_whose_square_overflows_is_projected_and_one_that_is_none_is_refused() -> None:
    for dtype, size in ((np.float32, 3e30), (np.float64, 1e300), (np.complex64, 3e30)):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            found = project(np.array([3 * size, 4 * size], dtype=dtype))
            assert np.allclose(found, [0.6, 0.8])
            with pytest.raises(BarriersError, match="left the range"):
                project(np.array([np.nan, size], dtype=dtype))


@pytest.mark.result("E2")
def test_every_run_returns_the_number_type_that_was_asked_for_or_none() -> None:
    for form in FORMS:
        for dtype in (np.float32, np.float64, np.complex64, np.complex128):
            assert run(NETWORK, form(DENSE), UNIT, dtype=dtype).dtype == dtype
    rows, one = (
        rational_matrix([[Fraction(3, 5), Fraction(4, 5)]]),
        Firenet(ONE, ONE, ONE, ONE, ONE / 2, 4, 1, ONE, ZERO),
    )
    assert all(isinstance(v, Fraction) for v in run(one, csr_array([[0.5, 0.75]]), [1], dtype=object))
    assert all(isinstance(v, Fraction) for v in run(one, rows, [1], dtype=object))
    fourier = image_sampling(4, [0, 3, 5], "fourier")
    network = Firenet(ONE, ONE, ONE, ONE, ONE / 2, 4, 1, ONE, ZERO)
    assert run(network, fourier, [0.5, 0, 0], dtype=complex).dtype == np.complex128
    assert run(network, fourier, [0.5, 0, 0], dtype=np.complex64).dtype == np.complex64
    floats, wrong = as_operator([[0.5, 0.75]], float), Operator((1, 2), lambda v: v, lambda u: u)
    for operator, y, dtype, told in (
        (fourier, [0.5, 0, 0], np.float64, "A is complex"),
        (aslinearoperator(np.ones((1, 2)) / 2), [1], object, "LinearOperator computes in floats"),
        (Operator((1, 2), lambda v: floats.apply(v.astype(float)), lambda u: floats.adjoint(u.astype(float))), [1],
         object, "floats"),
        (wrong, [1], np.float64, "in place of"),
        (DENSE, UNIT, int, "dtype is float64"),
        (DENSE, UNIT, "x", "dtype is float64"),
        (DENSE, UNIT, np.float16, "dtype is float64"),
        (DENSE, np.array([True, False, False, False]), np.float64, "truth values"),
        (DENSE, [10**400, 0, 0, 0], np.float64, "no array of numbers"),
    ):  # fmt: skip
        with pytest.raises(BarriersError, match=told):
            run(NETWORK if operator is DENSE else network, operator, y, dtype=dtype)


def length(y: Any) -> tuple[Fraction, Fraction]:
    """An enclosure of the length of an array, by the squares of the doubles that it holds."""
    parts = np.asarray(y).astype(np.complex128)
    square = sum((Fraction(v) ** 2 for v in [*parts.real.tolist(), *parts.imag.tolist()]), ZERO)
    return sqrt_enclosure(square, 2200)


@pytest.mark.result("E2")
@given(st.lists(st.floats(allow_nan=False, allow_infinity=False), max_size=5), st.sampled_from("fdFD"))
def test_the_bound_on_the_length_is_one_at_every_scale(values: list[float], kind: str) -> None:
    with np.errstate(over="ignore"):
        y = np.array(values).astype(kind)
    y[~np.isfinite(y)] = 1
    above, (low, high) = norm_above(y), length(y)
    assert low <= above <= high * (1 + Fraction(1, 2**19))
    exact = norm_above([Fraction(v) for v in values])
    assert length(values)[0] <= exact


@pytest.mark.result("E2")
def test_lengths_whose_squares_leave_the_doubles_are_bounded() -> None:
    for size in (1e-200, 5e-324, 1e200, 1.7e308):
        for y in (np.array([size, size]), np.array([size * 1j, size]), np.full(3, size)):
            assert length(y)[0] <= norm_above(y) <= length(y)[1] * (1 + Fraction(1, 2**19))
    many = np.full(4096, 1, dtype=np.complex64)
    assert 64 <= norm_above(many) <= 64 * (1 + Fraction(1, 2**19))
    assert norm_above([Fraction(1, 10**30)]) <= Fraction(1001, 1000) / 10**30
    assert norm_above(np.array([])) == 0
    for strange in (3, None, np.zeros((2, 2)), np.array([np.inf])):
        with pytest.raises(BarriersError):
            norm_above(strange)


# Scales of matrices (E3).


@pytest.mark.result("E3")
@given(st.integers(-400, 400), st.integers(1, 99), st.sampled_from([(H4, 1), (H16, 2)]))
def test_a_matrix_is_certified_at_every_scale(power: int, digits: int, which: tuple[Any, int]) -> None:
    (matrix, order), factor = which, digits * Fraction(10) ** power
    scaled = [[factor * v for v in row] for row in matrix]
    found, plain = required(scaled, order), hadamard_constants(order, order)
    assert plain.rho == found.rho
    assert plain.gamma * Fraction(9, 10) <= found.gamma * factor <= plain.gamma * Fraction(11, 10)
    assert norm_bound(rational_matrix(scaled)) ** 2 >= 2 * factor**2
    network = firenet(found, norm_bound(rational_matrix(scaled)), start=factor)
    assert network.p <= 2 * firenet(plain, norm_bound(matrix), start=1).p
    assert (network.tau * network.norm) ** 2 <= 1


@pytest.mark.result("E3")
@given(st.fractions(0, 10, max_denominator=10**9).filter(bool), st.integers(-300, 300))
def test_roots_are_enclosed_with_as_many_bits_at_every_scale(value: Fraction, power: int) -> None:
    square = value * Fraction(10) ** power
    low, high = root_below(square, 24), root_above(square, 24)
    assert 0 < low**2 <= square <= high**2
    assert high <= low * (1 + Fraction(1, 2**10))


@pytest.mark.result("E3")
def test_the_largest_order_is_found_at_once() -> None:
    top = largest_order(1000)
    assert 41 * top**2 < 16 * 4**1000 <= 41 * (top + 1) ** 2


# Weights.


@pytest.mark.result("E2")
@given(st.lists(st.fractions(Fraction(1, 4), 4, max_denominator=4), min_size=8, max_size=8), st.integers(0, 10**6))
def test_weighted_minimisation_keeps_its_bound(weights: list[Fraction], seed: int) -> None:
    """A with constants after division by the weights; x sparse: ||W (z - x)|| is bounded for the weighted objective."""
    random = Random(seed)
    matrix = [[v * w for v, w in zip(row, weights, strict=True)] for row in H4]
    x = [ZERO] * 8
    x[random.randrange(8)] = Fraction(random.randint(-8, 8), 4)
    y = [sum((a * b for a, b in zip(row, x, strict=True)), ZERO) for row in matrix]
    changed = weighted(matrix, weights)
    assert changed == H4
    constants = required(changed, 1)
    network = firenet(constants, norm_bound(changed), start=norm_above(y) + 1, restarts=1)
    found = enclose(network, changed, y, constants=constants, bits=30)
    assert found.admits([v * w for v, w in zip(x, weights, strict=True)])
    z = [v / w for v, w in zip(found.centre, weights, strict=True)]
    inner = [sum((a * v for a, v in zip(row, z, strict=True)), ZERO) for row in matrix]
    assert inner == [sum((a * v for a, v in zip(row, found.centre, strict=True)), ZERO) for row in changed]


@pytest.mark.infrastructure
def test_weights_that_are_none_are_refused() -> None:
    for weights in ([1, 0], [1, -1], [1], [1, float("nan")], 3):
        with pytest.raises(BarriersError):
            weighted([[1, 2]], weights)
        for dtype in (np.float64, np.complex64, object):
            with pytest.raises(BarriersError):
                unweighted([[1, 2]], weights, dtype)
    with pytest.raises(BarriersError, match="weights must be positive"):
        unweighted([[1, 2]], [1, 1j], complex)


@pytest.mark.result("E2")
@pytest.mark.parametrize("form", FORMS)
def test_weights_may_be_given_to_a_map_of_every_form(form: Callable[[Any], Any]) -> None:
    """Rejected: weights that multiply, or that only A or only its adjoint knows."""
    weights = np.array([1, 2, 4, 8, 1, 2, 4, 8]) / 4
    x, rows = np.array([0, 0, 1.5, 0, 0, 0, 0, 0]), DENSE * weights
    network = firenet(hadamard_constants(1, 1), norm_bound(H4), start=2, restarts=3)
    for dtype in (np.float64, np.float32, np.complex128):
        found = run(network, unweighted(form(rows), weights, dtype), rows @ x, dtype=dtype)
        assert found.dtype == dtype
        assert np.allclose(found, run(network, DENSE, rows @ x, dtype=dtype), atol=1e-5)
        assert np.linalg.norm(found - weights * x) < network.bound
    operator, v, u = unweighted(form(rows), weights, np.float64), np.arange(8.0), np.arange(4.0)
    assert np.isclose(operator.apply(v) @ u, v @ operator.adjoint(u))


@pytest.mark.infrastructure
def test_arrays_that_numpy_treats_in_a_way_of_their_own_are_read_or_refused() -> None:
    """A numpy matrix keeps two dimensions, a masked array leaves entries out, a LinearOperator may have no adjoint."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", PendingDeprecationWarning)
        assert np.array_equal(run(NETWORK, np.matrix(DENSE), UNIT), run(NETWORK, DENSE, UNIT))
    masked = np.ma.masked_array(DENSE, mask=DENSE < 0)
    for matrix, y in ((masked, UNIT), (DENSE, np.ma.masked_array(UNIT))):
        with pytest.raises(BarriersError, match="masked"):
            run(NETWORK, matrix, y)
    with pytest.raises(BarriersError, match="needs its adjoint"):
        run(NETWORK, LinearOperator((4, 8), matvec=lambda v: DENSE @ v), UNIT)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with pytest.raises(BarriersError, match="infinite as float32"):
            run(NETWORK, DENSE, np.array([1e300, 0, 0, 0]), dtype=np.float32)
    with pytest.raises(BarriersError, match="noise must be >= 0"):
        firenet_for(H4, UNIT, 1, noise=-1)


# The radius of a rigorous run (E2).


def added_up(network: Firenet, shape: tuple[int, int], bits: int) -> float:
    """What the proof in docs/results-E.md adds up: r_k = (r_(k-1) + (p + 1)/2 sqrt(2) e)/sqrt(1 - kappa) + a."""
    kappa, unit = float(network.tau * network.norm), 2.0**-bits
    a, b = 2 * np.sqrt(shape[1]) * unit, 2 * np.sqrt(shape[0]) * unit
    total = 0.0
    for k in range(1, network.restarts + 1):
        local = 3 * a + b / float(network.theta(k))
        total = (total + (network.p + 1) / 2 * np.sqrt(2) * local) / np.sqrt(1 - kappa) + a
    return float(total)


RADII = [(Fraction(3, 8), 1, ONE), (Fraction(3, 4), 4, ONE / 100), (Fraction(1, 8), 3, 10 * ONE)]


@pytest.mark.result("E2")
@pytest.mark.parametrize(("upsilon", "restarts", "start"), RADII)
@pytest.mark.parametrize("shape", [(1, 1), (4, 8), (1, 900), (900, 1)])
def test_the_radius_is_what_the_proof_adds_up_and_not_much_more(
    upsilon: Fraction, restarts: int, start: Fraction, shape: tuple[int, int]
) -> None:
    network = firenet(
        hadamard_constants(1, 1), norm_bound(H4), start=start, delta=ONE / 7, upsilon=upsilon, restarts=restarts
    )
    found, least = rounding(network, shape, 40), added_up(network, shape, 40)
    assert least <= found <= 9 * 2**restarts / 4 * least


@pytest.mark.result("E2")
def test_rounding_in_the_worst_direction_stays_within_the_radius_and_not_far_within(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """With A = 1 roundings of products upward leave each entry of z within the two units of the proof, and u in one."""
    network, rows, y = Firenet(ONE / 3, ONE, ONE, ONE * 2 / 3, ONE / 2, 6, 1, ONE, ONE), ((ONE,),), (Fraction(5, 7),)
    found = {}
    for bits in (40, 300):
        if bits == 40:
            monkeypatch.setattr(enclosures, "_nearest", lambda top, bottom: -((-top) // bottom))
        state = enclosures._Run(rows, y, bits)
        for layer in network.layers:
            state(layer)
        found[bits] = Fraction(int(state.z[0]), 2**bits)
        monkeypatch.undo()
    assert rounding(network, (1, 1), 40) / 200 < abs(found[40] - found[300]) < rounding(network, (1, 1), 40)


@pytest.mark.result("E2")
@given(st.integers(0, 60), st.integers(0, 10**6))
def test_the_centre_keeps_within_the_radius_after_it_is_rounded_to_a_grid(bits: int, seed: int) -> None:
    random = Random(seed)
    y = [Fraction(random.randint(-9, 9), 13) for _ in range(4)]
    network = firenet(hadamard_constants(1, 1), norm_bound(H4), start=3, restarts=1, upsilon=Fraction(3, 4))
    coarse, fine = enclose(network, H4, y, bits=bits), enclose(network, H4, y, bits=bits + 80)
    off = sum(((a - b) ** 2 for a, b in zip(coarse.centre, fine.centre, strict=True)), ZERO)
    assert off <= (Fraction(5, 8) * coarse.radius + fine.radius) ** 2  # 2^-1 of the run and 2^-3 of the grid
    assert all(v.denominator <= 2 ** (bits + 6) for v in coarse.centre)


# What is no argument.


@pytest.mark.infrastructure
def test_arguments_of_the_wrong_form_are_refused_in_one_line() -> None:
    constants, norm = hadamard_constants(1, 1), norm_bound(H4)
    x: list[Any] = [1] + [0] * 7
    calls: list[Callable[[], Any]] = [
        *(lambda s=s: firenet_for(H4, UNIT, s) for s in ("1", 1.0, 1.5, True, 0, -1, None)),
        *(lambda n=n: firenet_for(H4, UNIT, 1, restarts=n) for n in (2.5, "3", 0, 10**9)),
        *(lambda p=p: firenet_for(H4, UNIT, 1, p=p) for p in (50.5, "60", 10**9)),
        lambda: firenet(constants, norm, start=1, upsilon=Fraction(1, 10**12)),
        *(lambda y=y: firenet_for(H4, y, 1) for y in (3, None, [1], [[1]] * 4, np.zeros((4, 1)), [1j, 0, 0, 0])),
        *(lambda a=a: firenet_for(a, UNIT, 1) for a in (None, [1, 2], 3, "ab", np.zeros((2, 2, 2)), [[1, 2], [3]])),
        *(lambda b=b: enclose(NETWORK, H4, UNIT, bits=b) for b in (-5, 1.5, "9", 10**6)),
        *(lambda y=y: enclose(NETWORK, H4, y) for y in (3, None, [1])),
        lambda: enclose(NETWORK, H4, UNIT).admits([1, 2]),
        lambda: enclose(NETWORK, H4, UNIT).admits(3),
        *(lambda s=s: spread(H4, x, UNIT, ONE / 2, s) for s in (-1, 0, 1.0)),
        *(lambda s=s: require_delta(NETWORK, H4, x, UNIT, s) for s in (-1, 0, "1")),
        lambda: require_delta(NETWORK, H4, [1, 0], UNIT, 1),
        lambda: require_delta(NETWORK, H4, x, [1], 1),
        lambda: recovery(NETWORK, constants, H4, UNIT, [1]),
        lambda: recovery(NETWORK, constants, H4, [1], x),
        *(lambda k=k: hadamard_matrix(k) for k in (-1, 6, 1.5, "1")),
        *(lambda k=k: largest_order(k) for k in (-1, 1.5, 10**9)),
        lambda: hadamard_constants(1, 1.0),  # type: ignore[arg-type]
        *(lambda kept=kept: image_sampling(4, kept) for kept in (
            [1, 1], [-1], [16], [0.5], [], 3, [[1]], np.arange(16) < 3, "12",
        )),
        lambda: image_sampling("4", [0]),  # type: ignore[arg-type]
        *(lambda f=f, shape=shape: f(np.ones(shape)) for f in (haar, inverse_haar) for shape in (
            (6, 6), (4, 2), (4,), (0, 0),
        )),
        lambda: finite(["1", "x"], float, "y"),
    ]  # fmt: skip
    for call in calls:
        with pytest.raises(BarriersError) as told:
            call()
        assert "\n" not in str(told.value)


@pytest.mark.infrastructure
def test_integers_of_every_type_are_orders() -> None:
    found = certify(H4, np.int64(1))  # type: ignore[arg-type]
    assert found is not None
    assert type(found.order) is int
    assert firenet_for(H4, UNIT, 1, restarts=np.int32(2)).layers[-1].restart == 2
    assert natural(np.uint8(3), "n", 3, 3) == 3
    assert run(NETWORK, LinearOperator((4, 8), lambda v: DENSE @ v, lambda u: DENSE.T @ u, dtype=float), UNIT).size == 8
