"""T0 to T3 by the words of their page: what the conditions certify is true of all data tried, and sharp."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import product
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.boxes import Program, Regression, inverse

ZERO, ONE, HALF = Fraction(0), Fraction(1), Fraction(1, 2)
SOME = settings(max_examples=max(20, settings().max_examples // 2))
entries = st.fractions(-3, 3, max_denominator=4)
positive = st.fractions(Fraction(1, 4), 3, max_denominator=4)
shares = st.sampled_from([-ONE, ONE, ZERO, HALF, Fraction(-2, 3)])
tiny = st.fractions(-1, 1, max_denominator=7).map(lambda v: v / 1000)


@st.composite
def regressions(draw: st.DrawFn) -> Regression:
    """Up to three columns and rows; thresholds, ridge and weights among them 0."""
    m, n = draw(st.integers(1, 3)), draw(st.integers(1, 3))
    columns = tuple(tuple(draw(entries) for _ in range(m)) for _ in range(n))
    thresholds = tuple(draw(st.one_of(positive, positive, st.just(ZERO))) for _ in range(n))
    return Regression(
        columns, tuple(draw(entries) for _ in range(m)), thresholds,
        tuple(draw(st.sampled_from([ZERO, ZERO, HALF])) for _ in range(n)),
        tuple(draw(st.sampled_from([ONE, ONE, HALF, ZERO])) for _ in range(m)),
        tuple(draw(st.sampled_from([ONE, HALF, ZERO])) for _ in range(n)), draw(st.sampled_from([ZERO, ONE])),
        tuple(draw(st.sampled_from([ZERO, HALF])) if level else ZERO for level in thresholds),
    )  # fmt: skip


@st.composite
def programs(draw: st.DrawFn) -> Program:
    """One or two rows, two to four columns, bounds all finite; some columns fixed, some entries exact."""
    m = draw(st.integers(1, 2))
    n = draw(st.integers(m + 1, 4))
    lower = tuple(draw(st.sampled_from([ZERO, -ONE])) for _ in range(n))
    upper = tuple(low + draw(st.sampled_from([ONE, ONE * 2, ONE * 3, ZERO])) for low in lower)
    rows = tuple(tuple(draw(entries) for _ in range(n)) for _ in range(m))
    radii = st.sampled_from([ONE, HALF, ZERO])
    return Program(
        rows, tuple(draw(entries) for _ in range(m)), tuple(draw(entries) for _ in range(n)), lower, upper,
        tuple(tuple(draw(radii) if v else ZERO for v in row) for row in rows),
        tuple(draw(radii) for _ in range(m)), tuple(draw(radii) for _ in range(n)),
    )  # fmt: skip


def largest(certified: Any, most: int = 12) -> Fraction | None:
    """The largest 2^-i at which something is certified, i up to `most`."""
    return next((Fraction(1, 2**i) for i in range(most + 1) if certified(Fraction(1, 2**i))), None)


def roughly(draw: st.DataObject, vector: Any) -> Any:
    """A vector or matrix with small errors in every entry."""
    if vector and isinstance(vector[0], tuple):
        return tuple(roughly(draw, row) for row in vector)
    return tuple(v + draw.draw(tiny) for v in vector)


def widths(problem: Regression, found: Any, witness: Any) -> tuple[Fraction, ...]:
    """Widths a little larger than what T1.2 asks for, from widths that are 0."""
    nothing = tuple(ZERO for _ in found[0])
    first, _ = problem.terms(*found[:2], *witness, nothing)
    return tuple(t * Fraction(5, 4) + Fraction(1, 10**6) for t, _ in first)


@pytest.mark.result("T1", "T3")
@given(regressions(), st.data())
def test_whatever_t1_certifies_holds_for_all_data_tried_and_fails_for_none(
    problem: Regression, data: st.DataObject
) -> None:
    """The witness is rough, the box as large as the conditions allow; other data have this support, these signs."""
    found = problem.strict()
    assume(found is not None)
    assert found is not None
    x, m, n = problem.exact_witness(*found[:2])
    rough = (roughly(data, x), roughly(data, m), {j: roughly(data, row) for j, row in n.items()})

    def certified(factor: Fraction) -> bool:
        box = problem.scaled(factor)
        return box.certified(*found[:2], *rough, widths(box, found, rough))

    factor = largest(certified)
    assume(factor is not None)
    assert factor is not None
    box = problem.scaled(factor)
    w = widths(box, found, rough)
    for _ in range(6):
        datum = box.moved(data.draw(st.lists(shares, min_size=box.places, max_size=box.places)))
        other = datum.strict()
        assert other is not None and other[:2] == found[:2]
        assert all(abs(other[2][j] - v) < width for j, v, width in zip(found[0], rough[0], w, strict=True))
        assert len(datum.minimisers()) == 1


@pytest.mark.result("T0", "T1")
@given(regressions(), st.data())
def test_a_strict_minimiser_is_certified_by_a_rough_witness_at_radius_zero(
    problem: Regression, data: st.DataObject
) -> None:
    """Completeness at a point: with errors small enough the conditions hold, whatever these are."""
    found, exact = problem.strict(), problem.scaled(ZERO)
    assume(found is not None)
    assert found is not None
    x, m, n = problem.exact_witness(*found[:2])
    moves = [data.draw(tiny) for _ in range(3)]

    def near(scale: Fraction) -> bool:
        rough = (
            tuple(v + scale * moves[0] for v in x),
            tuple(tuple(v + scale * moves[1] for v in row) for row in m),
            {j: tuple(v + scale * moves[2] for v in row) for j, row in n.items()},
        )
        return exact.certified(*found[:2], *rough, tuple(scale for _ in x))

    assert any(near(Fraction(1, 10**i)) for i in range(1, 12))


@pytest.mark.result("T1")
@given(regressions())
@SOME
def test_to_first_order_a_corner_moves_a_coefficient_as_far_as_the_condition_says(problem: Regression) -> None:
    """At the corner of the derivatives' signs x_i moves by t_i, up to a thousandth of the radius, for small radii."""
    found = problem.strict()
    assume(found is not None and found[0])
    assert found is not None
    support, signs, full = found
    tau = Fraction(1, 10**7)
    box, size = problem.scaled(tau), len(problem.columns)
    x, m, n = problem.exact_witness(support, signs)
    first, _ = box.terms(support, signs, x, m, n, tuple(ZERO for _ in x))
    rows = range(len(problem.y))
    r = [problem.y[a] - sum((problem.columns[j][a] * full[j] for j in range(size)), ZERO) for a in rows]
    sign = lambda v: Fraction((v > 0) - (v < 0))  # noqa: E731
    for i in range(len(support)):
        b = [sum((m[i][p] * problem.columns[j][a] for p, j in enumerate(support)), ZERO) for a in rows]
        corner = [ZERO] * problem.places
        for p, j in enumerate(support):
            for a in rows:
                corner[j * len(r) + a] = sign(m[i][p] * r[a] - x[p] * b[a])
            corner[(size + 1) * len(r) + j] = -sign(m[i][p] * signs[p])
        for a in rows:
            corner[size * len(r) + a] = sign(b[a])
        moved = box.moved(corner).stationary(support, signs)
        assert moved is not None
        assert abs((moved[support[i]] - x[i]) - first[i][0]) <= tau / 1000


ALONE = Regression(((ONE * 2,),), (ONE,), (HALF,), (ZERO,), (ONE,), (ZERO,), ZERO, (ZERO,))
"""x = 3/8."""
BESIDE = replace(
    ALONE,
    columns=((ONE * 2,), (ONE,)),
    thresholds=(HALF, HALF),
    ridge=(ZERO, ZERO),
    radii=(ZERO, ZERO),
    loose=(ZERO, ZERO),
)
"""The correlation of the second column is 1/4, its threshold 1/2."""
SHARP = {
    "y": (replace(ALONE, y_radius=Fraction(3, 4)), (0, -1, 0), True),
    "threshold": (replace(ALONE, loose=(Fraction(3, 2),)), (0, 0, 1), True),
    "y and threshold": (replace(ALONE, y_radius=Fraction(3, 8), loose=(Fraction(3, 4),)), (0, -1, 1), True),
    "column": (replace(ALONE, radii=(Fraction(3, 2),)), (-1, 0, 0), False),
    "column beside": (replace(BESIDE, radii=(ZERO, ONE)), (0, 1, 0, 0, 0), True),
    "threshold beside": (replace(BESIDE, loose=(ZERO, Fraction(1, 4))), (0, 0, 0, 0, -1), True),
    "threshold seen beside": (replace(BESIDE, loose=(HALF, ZERO)), (0, 0, 0, 1, 0), True),
}
"""Boxes with one kind of error, at whose corner another support begins; whether the errors enter linearly."""


@pytest.mark.result("T1")
@pytest.mark.parametrize("name", SHARP)
def test_no_kind_of_error_can_be_left_out_and_what_is_linear_is_certified_up_to_the_tie(name: str) -> None:
    box, corner, linear = SHARP[name]
    x, m, n = box.exact_witness((0,), (1,))
    wide, slim = (box.scaled(Fraction(percent, 100)) for percent in (101, 99))
    found = wide.moved(corner).strict()
    assert found is None or found[0] != (0,)
    assert not any(wide.certified((0,), (1,), x, m, n, (Fraction(i, 1000),)) for i in range(1, 375))
    (t, _), *_ = slim.terms((0,), (1,), x, m, n, (ZERO,))[0]
    assert slim.certified((0,), (1,), x, m, n, (t + Fraction(1, 10**6),)) == linear
    seen = slim.moved(corner).strict()
    assert seen is not None and seen[:2] == ((0,), (1,))


@pytest.mark.result("T0")
def test_a_push_that_moves_a_column_without_threshold_shows_nothing() -> None:
    """A = (1, 1), y = 0, no thresholds: w = 1 is a push but for columns without threshold, and (t, -t) minimises."""
    zero = (ZERO, ZERO)
    problem = Regression(((ONE,), (ONE,)), (ZERO,), zero, zero, (ONE,), zero)
    assert problem.correlations(zero) == zero
    assert all(problem.product(column, (ONE,)) * c <= 0 for column, c in zip(problem.columns, zero, strict=True))
    assert all(problem.optimal((t, -t)) for t in (ZERO, ONE, HALF))


@pytest.mark.result("T0")
@given(regressions(), st.lists(entries, min_size=3, max_size=3))
def test_what_satisfies_the_conditions_costs_no_more_than_anything_else(
    problem: Regression, other: list[Fraction]
) -> None:
    def cost(x: Any) -> Fraction:
        rows = zip(*problem.columns, strict=True)
        rest = [
            b - sum((a * v for a, v in zip(row, x, strict=True)), ZERO) for row, b in zip(rows, problem.y, strict=True)
        ]
        parts = zip(problem.thresholds, problem.ridge, x, strict=True)
        return problem.product(rest, rest) + sum((2 * level * abs(v) + mu * v**2 for level, mu, v in parts), ZERO)

    for x in problem.minimisers():
        near = [v + w / 100 for v, w in zip(x, other, strict=False)]
        assert cost(x) <= min(cost(near), cost(other[: len(x)]), cost([ZERO] * len(x)))
        if problem.strict():
            assert problem.minimisers() == {x}


@pytest.mark.result("T1")
def test_where_a_threshold_may_be_zero_there_is_a_minimiser_of_the_right_signs() -> None:
    """A radius larger than the threshold means thresholds from 0 on."""
    box = Regression(((ONE,),), (ONE * 10,), (ONE,), (ZERO,), (ONE,), (ZERO,), ZERO, (ONE * 2,))
    x, m, n = box.exact_witness((0,), (1,))
    assert box.certified((0,), (1,), x, m, n, (ONE * 3,))
    for share in (-ONE, ZERO, ONE):
        datum = box.moved([ZERO, ZERO, share])
        assert min(datum.thresholds) >= 0
        assert [tuple(v > 0 for v in x) for x in datum.minimisers()] == [(True,)]


def program_witness(program: Program, basis: tuple[int, ...], places: str) -> tuple[Any, Any, Any]:
    """Return x on the basis, u and M without errors."""
    found = program.basic(basis, places)
    m = inverse([[row[j] for j in basis] for row in program.rows])
    assert found is not None and m is not None
    return tuple(found[0][j] for j in basis), found[1], m


@pytest.mark.result("T2", "T3")
@given(programs(), st.data())
def test_whatever_t2_certifies_holds_for_all_data_tried(program: Program, data: st.DataObject) -> None:
    found = program.strict()
    assume(found is not None)
    assert found is not None
    basis, places = found
    witness = tuple(roughly(data, part) for part in program_witness(program, basis, places))

    def certified(factor: Fraction) -> bool:
        wide = tuple(Fraction(1, 100) + 4 * factor for _ in basis)
        return any(
            program.scaled(factor).certified(
                basis, places, *witness, tuple(a * v for v in wide), tuple(b * v for v in wide)
            )
            for a, b in product((ONE, HALF, ONE * 4), repeat=2)
        )

    factor = largest(certified)
    assume(factor is not None)
    assert factor is not None
    box = program.scaled(factor)
    for _ in range(6):
        datum = box.moved(data.draw(st.lists(shares, min_size=box.places, max_size=box.places)))
        assert datum.strict() == found


@pytest.mark.result("T2")
@given(programs())
def test_at_radius_zero_an_exact_witness_certifies_every_nondegenerate_basis(program: Program) -> None:
    found = program.strict()
    assume(found is not None)
    assert found is not None
    witness = program_witness(program, *found)
    exact = program.scaled(ZERO)
    assert any(
        exact.certified(*found, *witness, small, small)
        for small in (tuple(Fraction(1, 10**i) for _ in found[0]) for i in range(1, 12))
    )


@pytest.mark.result("T2")
@given(programs(), st.lists(shares, min_size=14, max_size=14))
def test_no_basis_that_some_datum_of_the_box_does_not_have_is_certified(
    program: Program, moves: list[Fraction]
) -> None:
    """The converse, tried: a box with two bases is certified by no widths on a grid."""
    found, other = program.strict(), program.moved(moves[: program.places]).strict()
    assume(found is not None)
    assert found is not None
    if other == found:
        return
    witness = program_witness(program, *found)
    grid = [Fraction(1, 4) * 2**i for i in range(5)]
    for a, b in product(grid, repeat=2):
        assert not program.certified(*found, *witness, tuple(a for _ in found[0]), tuple(b for _ in found[0]))


@pytest.mark.result("T2")
def test_basis_pursuit_with_fewer_entries_than_rows_is_not_trusted_if_y_varies() -> None:
    """Of min |x_1| + |x_2|, x_1 + x_2/2 = y: at y = 0 the minimiser is 0, and near it both signs occur."""
    off = ((ZERO,) * 4,)
    posed = Program(
        ((ONE, HALF, -ONE, -HALF),),
        (ZERO,),
        (ONE,) * 4,
        (ZERO,) * 4,
        (ONE * 9,) * 4,
        off,
        (Fraction(1, 100),),
        (ZERO,) * 4,
    )
    assert posed.strict() is None
    shares_of_y = [[ZERO] * 4 + [s] + [ZERO] * 4 for s in (-ONE, ONE)]
    assert [posed.moved(s).strict() for s in shares_of_y] == [((2,), "LLBL"), ((0,), "BLLL")]
    equal = replace(posed, rows=((ONE, ONE, -ONE, -ONE),))  # no box around y = 0 has two answers: none has one
    assert [equal.moved(s).strict() for s in shares_of_y] == [None, None]


@pytest.mark.result("T3")
@given(st.integers(1, 6), st.integers(0, 14))
def test_at_a_tie_readings_have_two_answers_up_to_level_2n_and_one_from_2n_plus_2_on(n: int, level: int) -> None:
    """Of P2, lambda = 1, one row: alpha = 3 and alpha - 4^-n, read to the nearest dyadic of the level."""
    alpha, beta = ONE * 3, 3 - Fraction(1, 4**n)
    error = Fraction(1, 2**level)
    for reading in {
        Fraction(round(beta * 2**level + shift), 2**level) for shift in (Fraction(-1, 4), 0, Fraction(1, 4))
    }:
        if abs(reading - beta) > error / 2:
            continue
        low, high = reading - error, reading + error
        assert low <= beta <= high
        swapped = high > alpha - error  # some datum has alpha' < beta'
        assert swapped == (level <= 2 * n)
        assert (high < alpha - error) == (level >= 2 * n + 2)
