"""The steps in the proofs of E0 to E3, for vectors and matrices of rationals; lengths are compared by their squares."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import isqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from constructions.firenet import project, soft_threshold
from constructions.null_space import NullSpace, hadamard_constants, hadamard_matrix
from constructions.recovery import feasible
from tests.strategies import small

ZERO, ONE = Fraction(0), Fraction(1)
Vector = Sequence[Fraction]
vectors = st.lists(small, min_size=8, max_size=8)
positive = st.fractions(Fraction(1, 8), 4, max_denominator=8)
MATRIX = hadamard_matrix(1)
CONSTANTS = hadamard_constants(1, 1)


def dot(u: Vector, v: Vector) -> Fraction:
    return sum((a * b for a, b in zip(u, v, strict=True)), ZERO)


def size(v: Vector) -> Fraction:
    """The l1 norm."""
    return sum(map(abs, v), ZERO)


def times(matrix: Sequence[Vector], x: Vector) -> list[Fraction]:
    return [dot(row, x) for row in matrix]


def minus(u: Vector, v: Vector) -> list[Fraction]:
    return [a - b for a, b in zip(u, v, strict=True)]


def at_most(square: Fraction, a: Fraction, b: Fraction, other: Fraction) -> bool:
    """Decide sqrt(square) <= a + b sqrt(other) for b >= 0: rest <= 2ab sqrt(other), by squares."""
    rest = square - a * a - b * b * other
    cross = 4 * a * a * b * b * other
    if a >= 0:
        return rest <= 0 or rest**2 <= cross
    return b * b * other >= a * a and rest <= 0 and rest**2 >= cross


@pytest.mark.infrastructure
def test_roots_are_compared_by_squares() -> None:
    for a, b, c in ((1, 1, 4), (0, 2, 9), (-1, 2, 4), (-3, 1, 9), (Fraction(1, 2), 0, 7)):
        exact = Fraction(a) + b * isqrt(c)
        if b:
            assert at_most(exact**2, Fraction(a), Fraction(b), Fraction(c))
        assert not at_most((exact + Fraction(1, 99)) ** 2, Fraction(a), Fraction(b), Fraction(c)) or b == 0
    assert not at_most(ONE, Fraction(-4), ONE, Fraction(9))
    assert at_most(Fraction(1, 4), Fraction(1, 2), ZERO, Fraction(7))


def split(v: Vector, order: int, chooser: st.DataObject) -> tuple[list[int], list[int]]:
    """At most `order` indices, and the others."""
    chosen = chooser.draw(st.lists(st.integers(0, len(v) - 1), max_size=order, unique=True))
    return chosen, [j for j in range(len(v)) if j not in chosen]


def on(v: Vector, indices: Sequence[int]) -> list[Fraction]:
    return [v[j] for j in indices]


def sigma(x: Vector, order: int) -> Fraction:
    """All but the largest entries."""
    return size(sorted(x, key=abs)[: len(x) - order])


# E0.


@pytest.mark.result("E0")
@given(vectors, vectors, small)
def test_a_product_is_at_most_the_product_of_the_lengths_and_that_for_multiples(
    u: Vector, v: Vector, c: Fraction
) -> None:
    assert dot(u, v) ** 2 <= dot(u, u) * dot(v, v)
    multiple = [c * x for x in u]
    assert dot(u, multiple) ** 2 == dot(u, u) * dot(multiple, multiple)


ORDERS = [(MATRIX, CONSTANTS), (hadamard_matrix(2), hadamard_constants(2, 2))]


@pytest.mark.result("E0")
@pytest.mark.parametrize(("matrix", "constants"), ORDERS)
@given(chooser=st.data())
def test_the_l1_property_follows_from_that_of_l2(
    matrix: Sequence[Vector], constants: NullSpace, chooser: st.DataObject
) -> None:
    v = [chooser.draw(small) for _ in matrix[0]]
    s, t = split(v, constants.order, chooser)
    gap = size(on(v, s)) - constants.rho * size(on(v, t))
    image = times(matrix, v)
    assert gap <= 0 or gap**2 <= constants.order * constants.gamma**2 * dot(image, image)


@pytest.mark.result("E0")
@given(vectors, vectors, st.data())
def test_off_s_the_difference_is_bounded_by_the_costs_and_what_is_on_s(
    x: Vector, z: Vector, chooser: st.DataObject
) -> None:
    s, t = split(x, 8, chooser)
    v = minus(z, x)
    assert size(on(v, t)) <= size(z) - size(x) + size(on(v, s)) + 2 * size(on(x, t))
    assert size(on(x, t)) >= sigma(x, len(s))  # sigma is the least there is


@pytest.mark.result("E0")
@given(vectors, vectors, st.data())
def test_the_difference_is_bounded_in_l1(x: Vector, z: Vector, chooser: st.DataObject) -> None:
    s, t = split(x, 1, chooser)
    v, rho = minus(z, x), CONSTANTS.rho
    image = times(MATRIX, v)
    gap = (1 - rho) * size(v) - (1 + rho) * (size(z) - size(x) + 2 * size(on(x, t)))
    assert len(s) <= 1
    assert gap <= 0 or gap**2 <= 4 * CONSTANTS.gamma**2 * dot(image, image)


@pytest.mark.result("E0")
def test_a_vector_that_a_does_not_see_refutes_both_steps_for_rho_below_one_half() -> None:
    """Av = 0 for v = (-1, -1, -1, -1, 2, 0, 0, 0), so gamma is of no help; x = -v on S and z = x + v."""
    v = [Fraction(n) for n in (-1, -1, -1, -1, 2, 0, 0, 0)]
    x = [Fraction(n) for n in (0, 0, 0, 0, -2, 0, 0, 0)]
    z = [a + b for a, b in zip(x, v, strict=True)]
    assert times(MATRIX, v) == [ZERO] * 4
    for rho, holds in ((CONSTANTS.rho, True), (Fraction(1, 2), True), (Fraction(49, 100), False)):
        assert (abs(v[4]) <= rho * (size(v) - abs(v[4]))) == holds
        assert ((1 - rho) * size(v) <= (1 + rho) * (size(z) - size(x))) == holds


@pytest.mark.result("E0")
@given(vectors, st.integers(1, 8))
def test_all_but_the_largest_entries_are_short(v: Vector, order: int) -> None:
    rest = sorted(v, key=abs)[: len(v) - order]
    assert order * dot(rest, rest) <= size(v) ** 2


@pytest.mark.result("E0")
@given(vectors, vectors)
def test_the_distance_is_bounded_by_costs_and_residuals(x: Vector, z: Vector) -> None:
    """[FR, Theorem 4.25], of order 1."""
    v = minus(z, x)
    image = times(MATRIX, v)
    most = CONSTANTS.c * (size(z) - size(x) + 2 * sigma(x, 1))
    assert at_most(dot(v, v), most, CONSTANTS.d, dot(image, image))


@pytest.mark.result("E0")
@given(
    st.integers(0, 7),
    small,
    vectors,
    st.integers(0, 3),
    st.fractions(-1, 1, max_denominator=8),
    st.lists(small, min_size=4, max_size=4),
)
def test_an_output_is_worth_its_cost_minus_a_dual_value(
    place: int, entry: Fraction, z: Vector, row: int, noise: Fraction, direction: Vector
) -> None:
    x = [entry if j == place else ZERO for j in range(8)]
    y = [b + (noise if i == row else ZERO) for i, b in enumerate(times(MATRIX, x))]
    lam = CONSTANTS.largest_lambda()
    sharp = CONSTANTS.sharpness(lam)
    u = feasible(MATRIX, direction, lam)
    off, v = minus(times(MATRIX, z), y), minus(z, x)
    assert at_most(dot(v, v), sharp * (lam * size(z) - dot(u, y) + 2 * abs(noise)), sharp, dot(off, off))


# E1.


@pytest.mark.result("E1")
@given(st.fractions(0, 3, max_denominator=8), small, small)
def test_the_soft_threshold_is_the_proximal_map(c: Fraction, w: Fraction, t: Fraction) -> None:
    (shrunk,) = soft_threshold(np.array([w], dtype=object), c)
    assert c * abs(shrunk) - c * abs(t) <= (w - shrunk) * (shrunk - t)
    assert abs(w - shrunk) <= c and (shrunk == 0 or w - shrunk == (c if w > 0 else -c))


@st.composite
def directions(draw: st.DrawFn) -> list[Fraction]:
    """Rational vectors of length 1, from the inverse of the stereographic projection."""
    p = [draw(small) for _ in range(draw(st.integers(1, 3)))]
    square = dot(p, p)
    return [*(2 * v / (1 + square) for v in p), (1 - square) / (1 + square)]


@pytest.mark.result("E1")
@given(directions(), positive, st.data())
def test_the_projection_satisfies_its_inequality(unit: Vector, length: Fraction, chooser: st.DataObject) -> None:
    w = [length * v for v in unit]
    image = list(project(np.array(w, dtype=object)))
    assert dot(image, image) == min(ONE, length) ** 2
    inside = [chooser.draw(small) for _ in w]
    inside = [v / (1 + size(inside)) for v in inside]
    for v in (inside, unit, [-b for b in unit], [ZERO] * len(w)):
        assert dot(minus(w, image), minus(v, image)) <= 0


@pytest.mark.result("E1")
@given(vectors, st.lists(small, min_size=4, max_size=4), positive, positive)
def test_the_pairing_is_bounded_by_the_steps(a: Vector, b: Vector, tau: Fraction, factor: Fraction) -> None:
    """tau_1 tau_2 ||A||^2 <= 1, ||A||^2 = 2; with equality where a = A^T b and the steps are as large as may be."""
    tau2 = min(ONE, factor) / (2 * tau)
    assert 2 * abs(dot(times(MATRIX, a), b)) <= dot(a, a) / tau + dot(b, b) / tau2
    back = [tau * dot(column, b) for column in zip(*MATRIX, strict=True)]
    assert 2 * dot(times(MATRIX, back), b) == dot(back, back) / tau + dot(b, b) * 2 * tau


@pytest.mark.result("E1")
@given(vectors, vectors, vectors)
def test_the_identity_of_three_points(p: Vector, then: Vector, q: Vector) -> None:
    left = 2 * dot(minus(p, then), minus(then, q))
    assert left == dot(minus(q, p), minus(q, p)) - dot(minus(q, then), minus(q, then)) - dot(
        minus(then, p), minus(then, p)
    )


@pytest.mark.result("E1")
@given(st.lists(vectors, min_size=1, max_size=5), st.lists(small, min_size=4, max_size=4), directions(), positive)
def test_the_cost_of_a_mean_is_at_most_the_mean_of_the_costs(
    iterates: list[Vector], y: Vector, unit: Vector, lam: Fraction
) -> None:
    v = [*unit, *[ZERO] * (4 - len(unit))]
    mean = [sum(entries, ZERO) / len(iterates) for entries in zip(*iterates, strict=True)]

    def cost(z: Vector) -> Fraction:
        return lam * size(z) + dot(minus(times(MATRIX, z), y), v)

    assert len(iterates) * cost(mean) <= sum(map(cost, iterates))


@pytest.mark.result("E1")
@given(directions(), positive, st.data())
def test_the_length_is_the_largest_product_with_a_vector_of_the_ball(
    unit: Vector, length: Fraction, chooser: st.DataObject
) -> None:
    w = [length * v for v in unit]
    assert dot(w, unit) == length
    inside = [chooser.draw(small) for _ in w]
    assert dot(w, [v / (1 + size(inside)) for v in inside]) <= length


@pytest.mark.result("E1")
@given(st.lists(small, min_size=4, max_size=4), vectors, vectors, st.integers(1, 9), positive)
def test_the_cost_of_multiples_is_the_multiple_of_the_cost(
    y: Vector, z: Vector, x: Vector, theta: int, lam: Fraction
) -> None:
    """F for (theta z, theta y) is theta F: squares of the parts without lambda, which is in the l1 norm alone."""
    off = minus(times(MATRIX, z), y)
    scaled = minus(times(MATRIX, [theta * v for v in z]), [theta * b for b in y])
    assert dot(scaled, scaled) == theta**2 * dot(off, off)
    assert lam * size([theta * v for v in z]) == theta * lam * size(z)
    left, right = minus([theta * v for v in x], [theta * v for v in z]), minus(x, z)
    assert dot(left, left) == theta**2 * dot(right, right)


# E2.


@pytest.mark.result("E2")
@given(
    st.fractions(Fraction(1, 9), Fraction(8, 9), max_denominator=9),
    positive,
    st.fractions(0, 2, max_denominator=9),
    st.integers(0, 12),
)
def test_the_bounds_of_the_restarts_tend_to_what_the_noise_leaves(
    upsilon: Fraction, start: Fraction, delta: Fraction, n: int
) -> None:
    eps = start
    for _ in range(n):
        eps = upsilon * (eps + delta)
    assert eps + delta <= upsilon**n * start + delta / (1 - upsilon)
    assert delta != 0 or eps == upsilon**n * start  # equality without noise


# E3.


def sparse_vectors(matrix: Sequence[Vector], order: int, chooser: st.DataObject) -> list[Fraction]:
    places = chooser.draw(st.lists(st.integers(0, len(matrix[0]) - 1), max_size=order, unique=True))
    return [chooser.draw(small) if j in places else ZERO for j in range(len(matrix[0]))]


def stretch(matrix: Sequence[Vector], x: Vector) -> tuple[Fraction, Fraction]:
    """||Ax||^2 and ||x||^2."""
    image = times(matrix, x)
    return dot(image, image), dot(x, x)


@pytest.mark.result("E3")
@given(st.lists(st.lists(small, min_size=5, max_size=5), min_size=1, max_size=4), st.integers(1, 5), st.data())
def test_the_gram_matrix_bounds_how_sparse_vectors_are_stretched(
    matrix: list[Vector], order: int, chooser: st.DataObject
) -> None:
    columns = list(zip(*matrix, strict=True))
    diagonal = max(abs(dot(c, c) - 1) for c in columns)
    coherence = max(abs(dot(columns[i], columns[j])) for i in range(5) for j in range(i))
    image, square = stretch(matrix, sparse_vectors(matrix, order, chooser))
    assert abs(image - square) <= (diagonal + (order - 1) * coherence) * square


@pytest.mark.result("E3")
def test_the_bound_from_the_gram_matrix_is_attained_where_all_inner_products_are_alike() -> None:
    columns = [[Fraction(int(i == j)) for i in range(4)] for j in range(4)]
    equal = [[a + Fraction(1, 3) for a in c] for c in columns]
    matrix = list(zip(*equal, strict=True))
    diagonal, coherence = dot(equal[0], equal[0]) - 1, dot(equal[0], equal[1])
    image, square = stretch(matrix, [ONE] * 4)
    assert image - square == (diagonal + 3 * coherence) * square


@pytest.mark.result("E3")
@given(st.integers(0, 2), st.integers(1, 4), st.data())
def test_two_orthonormal_bases_bound_it_by_half_as_much(k: int, order: int, chooser: st.DataObject) -> None:
    matrix = hadamard_matrix(k)
    image, square = stretch(matrix, sparse_vectors(matrix, 2 * order, chooser))
    assert abs(image - square) <= Fraction(order, 2**k) * square
    ones = [ONE if j in (0, 4**k) else ZERO for j in range(2 * 4**k)]
    image, square = stretch(matrix, ones)
    assert image - square == Fraction(1, 2**k) * square  # one column of each basis


@pytest.mark.result("E3")
@pytest.mark.parametrize("k", [0, 1, 2, 3])
def test_the_columns_of_the_second_basis_are_orthonormal(k: int) -> None:
    second = [column[4**k :] for column in hadamard_matrix(k)]
    columns = list(zip(*second, strict=True))
    assert all(dot(a, b) == (a is b) for a in columns for b in columns)


@pytest.mark.result("E3")
@given(st.integers(0, 2), st.data())
def test_no_vector_is_stretched_by_more_than_root_two_and_some_are(k: int, chooser: st.DataObject) -> None:
    matrix = hadamard_matrix(k)
    image, square = stretch(matrix, [chooser.draw(small) for _ in matrix[0]])
    assert image <= 2 * square
    b = [chooser.draw(small) for _ in matrix]
    image, square = stretch(matrix, [dot(column, b) for column in zip(*matrix, strict=True)])
    assert image == 2 * square


@pytest.mark.result("E3")
@given(st.integers(1, 2), st.integers(1, 3), st.data())
def test_images_of_disjoint_sparse_vectors_are_nearly_orthogonal(k: int, order: int, chooser: st.DataObject) -> None:
    matrix, delta = hadamard_matrix(k), Fraction(order, 2**k)
    places = chooser.draw(st.permutations(range(len(matrix[0]))))[: 2 * order]
    values = {j: chooser.draw(small) for j in places}
    parts = [
        [values[j] if j in half else ZERO for j in range(len(matrix[0]))] for half in (places[:order], places[order:])
    ]
    (g, q), (_, other) = (stretch(matrix, part) for part in parts)
    e = dot(*(times(matrix, part) for part in parts))
    room = delta**2 * q**2 - (g - q) ** 2
    assert room >= 0
    assert e * e * q <= room * other


@pytest.mark.result("E3")
@given(st.sampled_from([1, 2, 3]), st.fractions(0, 3, max_denominator=8), st.data())
def test_entries_between_two_numbers_are_bounded_by_their_mean_and_a_quarter_of_the_difference(
    root: int, low: Fraction, chooser: st.DataObject
) -> None:
    high = low + chooser.draw(st.fractions(0, 3, max_denominator=8))
    entries = [low + (high - low) * chooser.draw(st.fractions(0, 1, max_denominator=8)) for _ in range(root**2)]
    assert dot(entries, entries) <= (size(entries) / root + Fraction(root, 4) * (high - low)) ** 2
    fewer = entries[: chooser.draw(st.integers(0, root**2))]
    assert dot(fewer, fewer) <= (size(fewer) / root + Fraction(root, 4) * high) ** 2
    quarter = [high] + [ZERO] * 3  # equality: of four entries one, and M' = 0
    assert dot(quarter, quarter) == (size(quarter) / 2 + Fraction(2, 4) * high) ** 2


@pytest.mark.result("E3")
@given(vectors, st.data())
def test_the_constants_are_such_for_every_part_of_at_most_s_entries(x: Vector, chooser: st.DataObject) -> None:
    """[FR, Theorem 6.13], of order 1: ||x_S|| <= rho ||x_T||_1 + gamma ||Ax||."""
    s, t = split(x, 1, chooser)
    image = times(MATRIX, x)
    assert at_most(dot(on(x, s), on(x, s)), CONSTANTS.rho * size(on(x, t)), CONSTANTS.gamma, dot(image, image))
