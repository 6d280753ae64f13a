"""Programs are those that SciPy's arguments mean, and what is no program is refused with a reason."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from constructions.blocks import Block
from constructions.trust.bases import NoOptimum, optimum
from constructions.trust.programs import Column, Program, Within
from tests.constructions.trust.program_draws import SMALL, cost, times
from theory.exact import BarriersError

pytestmark = pytest.mark.result("T2")
Q = Fraction


def agrees(program: Program, **arguments: Any) -> None:
    """Compare a program with what scipy makes of the same arguments: the outcome and the least cost."""
    linprog = pytest.importorskip("scipy.optimize").linprog
    said = linprog(**{name: v for name, v in arguments.items() if v is not None})
    x, why = outcome(program)
    assert said.status in {"one": {0}, "several": {0}, "infeasible": {2, 4}, "unbounded": {3, 4}}[why]
    if why in ("one", "several"):
        value = cost(program, x)
        assert abs(said.fun - value) < Q(1, 10**6) * (1 + abs(value))


def outcome(program: Program) -> tuple[tuple[Fraction, ...], str]:
    try:
        return optimum(program).x, "one"
    except NoOptimum as refused:
        return refused.x, refused.why


@given(data=st.data())
def test_a_program_means_what_linprog_makes_of_the_same_arguments(data: st.DataObject) -> None:
    n, ub, eq = (data.draw(st.integers(low, 3)) for low in (1, 1, 0))
    table = st.lists(st.lists(SMALL.map(float), min_size=n, max_size=n), min_size=1, max_size=3)
    rows = {name: np.array(data.draw(table))[:k] for name, k in (("A_ub", ub), ("A_eq", eq)) if k}
    arguments: dict[str, Any] = {"c": data.draw(st.lists(SMALL.map(float), min_size=n, max_size=n))}
    for name, matrix in rows.items():
        arguments |= {name: matrix, f"b{name[1:]}": [float(data.draw(SMALL)) for _ in matrix]}
    low = [data.draw(st.one_of(st.none(), st.integers(-3, 0))) for _ in range(n)]
    arguments["bounds"] = [(v, data.draw(st.one_of(st.none(), st.integers(0, 3)))) for v in low]
    agrees(Program.linprog(**arguments), **arguments)


def test_sparse_matrices_and_single_rows_mean_the_same_as_dense_ones() -> None:
    sparse = pytest.importorskip("scipy.sparse")
    dense = Program.linprog([1, 2], [[1, 0], [0.5, -2]], [4, 5], [[1, 1]], [2], [(0, 1), (None, None)])
    assert dense == Program.linprog(
        np.array([1, 2]),
        sparse.csr_matrix([[1, 0], [0.5, -2]]),
        np.array([4, 5]),
        [1, 1],
        2,
        [(0, 1), (-np.inf, np.inf)],
    )
    twice = sparse.coo_matrix(([0.25, 0.25, -2, 1], ([1, 1, 1, 0], [0, 0, 1, 0])), shape=(2, 2))
    assert dense == Program.linprog([1, 2], twice, [4, 5], [[1, 1]], [2], np.array([(0, 1), (-np.inf, np.inf)]))
    assert Program.linprog([1, 1], [[1, 1]], [1], bounds=(0, 3)) == Program.linprog(
        [1, 1], [[1, 1]], [1], bounds=[(0, 3)] * 2
    )


def test_slack_columns_are_exact_and_make_equations_of_inequalities() -> None:
    program = Program.linprog([1, 2], [[3, 4]], [5], [[1, 1]], [1])
    assert program.exact == {2} and program.names == ("x0", "x1", "slack 0") and program.right.fractions == (5, 1)
    assert times(program, [Q(1), Q(0), Q(2)]) == [5, 1]
    ranged = Program.ranged([1], [{0: 1, 1: 1, 2: 1}], [(1, None), (None, 2), (1, 4)], [None], [None])
    assert [dict(c.items) for c in ranged.columns] == [{0: 1, 1: 1, 2: 1}, {0: -1}, {1: 1}, {2: 1}]
    assert ranged.lower == (None, 0, 0, 0) and ranged.upper == (None, None, None, 3)
    assert ranged.right.fractions == (1, 2, 4)
    free = Program.ranged([1], [{0: 1}], [(None, None)], [0], [None])
    assert free.lower[1] is None and free.upper[1] is None


def test_a_double_is_the_rational_that_it_is() -> None:
    program = Program.of([0.1], [["1/3"]], [np.float64(0.5)])
    assert program.cost.fractions == (Q(0.1),) and program.columns[0].entries.fractions == (Q(1, 3),)


def test_basis_pursuit_has_the_columns_of_both_signs() -> None:
    program = Program.basis_pursuit([[1, 2], [0, -1]], [1, 1])
    assert [dict(c.items) for c in program.columns] == [{0: 1}, {0: 2, 1: -1}, {0: -1}, {0: -2, 1: 1}]


@pytest.mark.parametrize(
    ("made", "why"),
    [
        (lambda: Program.of([1], [[1, 2]], [1]), "1 rows of 1 entries"),
        (lambda: Program.of([1, 1], [[1, 2]], [1], [0], []), "2 lower bounds, got 1"),
        (lambda: Program.of([1], [[1]], [1], [2], [1]), r"variable 0 has the bounds 2 > 1"),
        (lambda: Program.of([1], [[1]], [1], ["inf"], []), "a lower bound cannot be 'inf'"),
        (lambda: Program.of([1], [[float("nan")]], [1]), "finite rational"),
        (lambda: Program.linprog([1]), "at least one row"),
        (lambda: Program.linprog([1], [[1]]), "A_ub and b_ub are given together"),
        (lambda: Program.linprog([1], [[1]], [1], bounds=[(0, 1)] * 3), "one for each variable"),
        (lambda: Program.linprog([1], [[1], [1]], [1]), "A_ub must have 1 rows"),
        (lambda: Program.ranged([1], [{0: 1}], [(2, 1)], [0], [None]), "row 0 lies between 2 and 1"),
        (lambda: Program((Column((1,), Block((1,))),), Block((1,)), Block((1,)), (None,), (None,)), "ascending rows"),
        (lambda: Program((Column((0,), Block((0,))),), Block((1,)), Block((1,)), (None,), (None,)), "nonzero entries"),
        (
            lambda: Program((Column((0,), Block((1,))),), Block((1,)), Block((1,)), (None,), (None,), frozenset({1})),
            "exact",
        ),
        (lambda: Program.linprog([1, 1], [[1, 1]], [1], names=["only one"]), "names"),
        (lambda: Within.of(-1), "radii are >= 0"),
        (lambda: Within.of(0, 1, exact=[2]).still(Program.of([1, 1], [[1, 1]], [1])), "among the 2 columns"),
    ],
)
def test_what_is_no_program_is_refused(made: Any, why: str) -> None:
    with pytest.raises(BarriersError, match=why):
        made()


def test_radii_are_relative_and_absolute_and_zeros_have_none() -> None:
    within = Within.of("1/10", "1/100")
    assert [within.radius(Q(v)) for v in (0, 1, -2)] == [0, Q(11, 100), Q(21, 100)]
    assert within.scaled(Q(1, 2)).radius(Q(1)) == Q(11, 200)
