"""The only minimiser is it, by enumeration of vertices and of supports with signs; everything else is refused."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import combinations, product
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from constructions.convex_problems import L1Problem, LinearProgram, residual
from constructions.exact_lasso import _Active
from constructions.exact_minimisers import Minimiser, NoSingleMinimiser, exact_minimiser, excess, squared_distance
from constructions.exact_simplex import independent, simplex, unseen
from constructions.inverse_problems import InverseProblem
from constructions.linear_programs import linear_program
from theory.exact import BarriersError

pytestmark = pytest.mark.result("M")
Q = Fraction
HUGE = Fraction(10**6)
"""More than any entry of a vertex of the programs below, by Cramer's rule."""


def solved(columns: Sequence[Sequence[Fraction]], right: Sequence[Fraction]) -> list[Fraction] | None:
    """Gauss, in Fractions: the weights of independent columns that make the right side, if there are any."""
    rows = [[*(c[i] for c in columns), right[i]] for i in range(len(right))]
    done = 0
    for j in range(len(columns)):
        pivot = next((i for i in range(done, len(rows)) if rows[i][j]), None)
        if pivot is None:
            return None
        rows[done], rows[pivot] = rows[pivot], rows[done]
        rows[done] = [v / rows[done][j] for v in rows[done]]
        for i, row in enumerate(rows):
            if i != done and row[j]:
                rows[i] = [a - row[j] * b for a, b in zip(row, rows[done], strict=True)]
        done += 1
    return None if any(row[-1] for row in rows[done:]) else [row[-1] for row in rows[:done]]


def dot(u: Sequence[Fraction], v: Sequence[Fraction]) -> Fraction:
    return sum((a * b for a, b in zip(u, v, strict=True)), Q(0))


def vertices(program: LinearProgram, huge: Fraction) -> set[tuple[Fraction, ...]]:
    """All vertices, with +-huge for infinite bounds."""
    columns, n = list(zip(*program.matrix, strict=True)), program.columns
    ends = [
        (-huge if low is None else low, huge if high is None else high)
        for low, high in zip(program.lower, program.upper, strict=True)
    ]
    found = set()
    for size in range(n + 1):
        for inner in combinations(range(n), size):
            outer = [j for j in range(n) if j not in inner]
            for choice in product(*(ends[j] for j in outer)):
                x = [Q(0)] * n
                for j, v in zip(outer, choice, strict=True):
                    x[j] = v
                weights = solved([columns[j] for j in inner], residual(program.matrix, program.right, x))
                for j, v in zip(inner, weights or [], strict=True) if weights is not None else ():
                    x[j] = v
                if weights is not None and all(a <= v <= b for v, (a, b) in zip(x, ends, strict=True)):
                    found.add(tuple(x))
    return found


def best(program: LinearProgram, huge: Fraction) -> tuple[Fraction | None, list[tuple[Fraction, ...]]]:
    """The least cost of a vertex, and the vertices that have it."""
    corners = vertices(program, huge)
    least = min((dot(program.cost, x) for x in corners), default=None)
    return least, [x for x in corners if dot(program.cost, x) == least]


def feasible(program: LinearProgram, x: Sequence[Fraction]) -> bool:
    return program.violation(x)[0] == 0


def check_refusal(program: LinearProgram, refused: NoSingleMinimiser) -> None:
    """The witness shows what is said, by its definition."""
    w, point = refused.witness, refused.point
    columns = list(zip(*program.matrix, strict=True))
    if refused.why == "infeasible":
        most = Q(0)
        for column, low, high in zip(columns, program.lower, program.upper, strict=True):
            slope = dot(column, w)
            end = high if slope > 0 else low
            assert not slope or end is not None
            most += slope * end if slope and end is not None else 0
        assert dot(w, program.right) > most
    elif refused.why == "unbounded":
        assert dot(program.cost, w) < 0
        assert all(feasible(program, [p + t * d for p, d in zip(point, w, strict=True)]) for t in (0, 1, 10**9))
    else:
        assert tuple(w) != tuple(point)
        assert feasible(program, w)
        assert feasible(program, point)
        assert dot(program.cost, w) == dot(program.cost, point)


def outcome(problem: LinearProgram | L1Problem, near: list[Fraction] | None = None) -> Minimiser | NoSingleMinimiser:
    """The only minimiser, or the refusal."""
    try:
        return exact_minimiser(problem, near=near)
    except NoSingleMinimiser as refused:
        return refused


entry = st.integers(-2, 2).map(Q)
bounds = st.sampled_from([(0, None), (0, None), (None, None), (0, 1), (-1, 2), (None, 1), (1, 1), (0, 0)])


@st.composite
def programs(draw: st.DrawFn) -> LinearProgram:
    m, n = draw(st.integers(1, 3)), draw(st.integers(1, 4))
    matrix = [[draw(entry) for _ in range(n)] for _ in range(m)]
    ends = [draw(bounds) for _ in range(n)]
    if draw(st.booleans()):  # often feasible, and often degenerate
        x = [draw(st.integers(-1, 1)) if a is None else a for a, _ in ends]
        right = [dot(row, list(map(Q, x))) for row in matrix]
    else:
        right = [draw(entry) for _ in range(m)]
    return LinearProgram.of([draw(entry) for _ in range(n)], matrix, right, [a for a, _ in ends], [b for _, b in ends])


@given(programs(), st.lists(st.integers(-3, 3).map(Q), min_size=4, max_size=4), st.booleans())
def test_a_linear_program_has_the_minimiser_that_enumeration_finds(
    program: LinearProgram, near: list[Fraction], warm: bool
) -> None:
    (least, ends), (further, _) = best(program, HUGE), best(program, 2 * HUGE)
    hint = near[: program.columns] if warm else None
    found = outcome(program, hint)
    if isinstance(found, NoSingleMinimiser):
        why = "infeasible" if least is None else "unbounded" if further != least else "not unique"
        assert found.why == why
        assert why != "not unique" or len(ends) > 1 or HUGE in map(abs, ends[0])
        check_refusal(program, found)
        return
    assert further == least
    assert ends == [found.x]
    assert found.value == (least, least)
    z = [c - dot(column, found.u) for c, column in zip(program.cost, zip(*program.matrix, strict=True), strict=True)]
    tight = []
    for j, (v, low, high) in enumerate(zip(found.x, program.lower, program.upper, strict=True)):
        assert z[j] <= 0 or v == low
        assert z[j] >= 0 or v == high
        if not z[j] and (low is None or low != high):
            tight.append([row[j] for row in program.matrix])
    assert solved(tight, [Q(0)] * len(program.right)) is not None  # A is injective on T


@pytest.mark.parametrize(
    ("program", "why"),
    [
        (LinearProgram.of([1, 1], [[1, 1]], [1]), "not unique"),
        (LinearProgram.of([0], [[0]], [0]), "not unique"),
        (LinearProgram.of([1, -1], [[1, -1]], [0], [None, None]), "not unique"),
        (LinearProgram.of([1, 1], [[1, 1]], [-1]), "infeasible"),
        (LinearProgram.of([1], [[0]], [1], [None]), "infeasible"),
        (LinearProgram.of([1, 1], [[1, 1], [1, 1]], [1, 2], [None, None]), "infeasible"),
        (LinearProgram.of([1, 1], [[1, 1]], [3], [0, 0], [1, 1]), "infeasible"),
        (LinearProgram.of([-1, 0], [[1, -1]], [0]), "unbounded"),
        (LinearProgram.of([1], [[0]], [0], [None], [5]), "unbounded"),
    ],
)
def test_what_has_no_only_minimiser_is_refused_with_a_witness(program: LinearProgram, why: str) -> None:
    with pytest.raises(NoSingleMinimiser) as caught:
        exact_minimiser(program)
    assert caught.value.why == why
    check_refusal(program, caught.value)


def test_a_degenerate_minimiser_gets_a_dual_vector_that_shows_it_alone() -> None:
    """Only x = 0 is feasible; u = 1 shows that it is a minimiser, and only u < 1 that there is no other."""
    found = exact_minimiser(LinearProgram.of([1, 1], [[1, 1]], [0]))
    assert found.x == (0, 0)
    assert found.u[0] < 1
    third = exact_minimiser(LinearProgram.of([1, 1, "-1/2"], [[1, 1, -1]], [0]))  # whose own dual constraint is near
    assert Q(1, 2) < third.u[0] < 1


def test_redundant_rows_and_fixed_variables_are_no_matter() -> None:
    program = LinearProgram.of([1, 2, 7], [[1, 1, 1], [2, 2, 2], [0, 0, 0]], [2, 4, 0], [0, 0, 1], [None, None, 1])
    assert exact_minimiser(program).x == (1, 0, 1)


def test_where_the_simplex_method_begins_changes_nothing() -> None:
    gap = Q(1, 2**40)
    rows = [[3, 8, -4, 8, -4, 4], [7, 6, 0, 6, -2, 5], [1, -3, -3, -3 - gap, -1, -4]]
    program = LinearProgram.of([1] * 6, rows, [-4, 1, -6])
    cold = exact_minimiser(program)
    assert [j for j, v in enumerate(cold.x) if v] == [2, 3, 4]
    for near in ([0, 2 / 3, 5 / 6, 0, 3 / 2, 0], [1] * 6, [0] * 6, [-1e9, 5, 5, 5, 1e9, 0]):
        assert exact_minimiser(program, near=list(map(Q, near))).x == cold.x


def kkt_points(problem: L1Problem) -> Iterator[tuple[Fraction, ...]]:
    """All minimisers of a LASSO whose columns are independent: the vertices of the set of minimisers."""
    columns, n = list(zip(*problem.matrix, strict=True)), problem.columns
    for size in range(n + 1):
        for support in combinations(range(n), size):
            gram = [[dot(columns[p], columns[q]) for q in support] for p in support]
            for signs in product((1, -1), repeat=size):
                right = [dot(columns[p], problem.y) - problem.lam * s / 2 for p, s in zip(support, signs, strict=True)]
                weights = solved(list(zip(*gram, strict=True)), right) if support else []
                if weights is None or any(v * s <= 0 for v, s in zip(weights, signs, strict=True)):
                    continue
                x = [Q(0)] * n
                for p, v in zip(support, weights, strict=True):
                    x[p] = v
                rest = residual(problem.matrix, problem.y, x)
                if all(abs(2 * dot(column, rest)) <= problem.lam for column in columns):
                    yield tuple(x)


@st.composite
def lassos(draw: st.DrawFn) -> L1Problem:
    m, n = draw(st.integers(1, 3)), draw(st.integers(1, 4))
    matrix = [[draw(entry) for _ in range(n)] for _ in range(m)]
    if n > 1 and draw(st.booleans()):  # a column twice, up to its sign and perhaps 2^-40 in one entry
        sign, gap = draw(st.sampled_from([1, -1])), draw(st.sampled_from([Q(0), Q(1, 2**40)]))
        for i, row in enumerate(matrix):
            row[-1] = sign * row[0] + (gap if i == 0 else 0)
    lam = draw(st.sampled_from([Q(1, 2), Q(1), Q(2), Q(4)]))
    return L1Problem.of("P2", matrix, [draw(st.integers(-3, 3)) for _ in range(m)], lam)


@given(lassos())
def test_a_lasso_has_the_minimiser_that_enumeration_finds(problem: L1Problem) -> None:
    points = list(kkt_points(problem))
    found = outcome(problem)
    if isinstance(found, NoSingleMinimiser):
        assert found.why == "not unique"
        assert len(points) > 1
        assert found.witness != found.point
        values = {problem.objective(x)[0] for x in (found.witness, found.point, *points)}
        assert len(values) == 1
        return
    assert points == [found.x]
    assert found.u == tuple(2 * r for r in residual(problem.matrix, problem.y, found.x))


def test_ties_of_a_lasso_are_decided_exactly() -> None:
    """A column at the bound lambda that is not used: alone it changes nothing, twice the used one it does."""
    alone = L1Problem.of("P2", [[1, 0], [0, 1]], [2, "1/2"], 1)
    assert exact_minimiser(alone).x == (Q(3, 2), 0)
    with pytest.raises(NoSingleMinimiser, match="more than one minimiser"):
        exact_minimiser(L1Problem.of("P2", [[1, 1]], [2], 1))
    assert exact_minimiser(L1Problem.of("P2", [[1, 1 - Q(1, 2**50)]], [2], 1)).x == (Q(3, 2), 0)
    assert exact_minimiser(L1Problem.of("P2", [[1, 1]], [0], 1)).x == (0, 0)
    assert exact_minimiser(L1Problem.of("P2", [[1, 2]], [1], 4)).x == (0, 0)


@given(lassos(), st.lists(st.fractions(-2, 2, max_denominator=4), min_size=4, max_size=4))
def test_no_vector_has_less_than_the_value(problem: L1Problem, other: list[Fraction]) -> None:
    found = outcome(problem)
    if isinstance(found, NoSingleMinimiser):
        return
    x = other[: problem.columns]
    low, high = excess(found, x)
    assert low == high >= 0
    assert (low == 0) == (tuple(x) == found.x) == (squared_distance(x, found.x) == 0)


@given(lassos())
def test_basis_pursuit_has_the_minimiser_that_enumeration_finds(like: L1Problem) -> None:
    problem = L1Problem("P1", like.matrix, like.y)
    columns, points = list(zip(*problem.matrix, strict=True)), list[tuple[Fraction, ...]]()
    for size in range(problem.columns + 1):
        for support in combinations(range(problem.columns), size):
            if (weights := solved([columns[j] for j in support], problem.y)) is not None:
                at = dict(zip(support, weights, strict=True))
                points.append(tuple(at.get(j, Q(0)) for j in range(problem.columns)))
    least = min((sum(map(abs, x), Q(0)) for x in points), default=None)
    ends = {x for x in points if sum(map(abs, x), Q(0)) == least}
    found = outcome(problem)
    if isinstance(found, NoSingleMinimiser):
        assert found.why == ("not unique" if ends else "infeasible")
        assert len(ends) != 1
        if ends:
            assert {problem.objective(x)[0] for x in (found.point, found.witness)} == {least}
            assert problem.violation(found.witness)[0] == 0
        return
    assert ends == {found.x}
    assert dot(found.u, problem.y) == least
    assert all(abs(dot(column, found.u)) <= 1 for column in columns)


@pytest.mark.parametrize("kind", ["P1", "P2", "P3"])
@pytest.mark.parametrize("branch", [1, 2])
def test_the_problems_of_c_have_the_minimisers_of_c0(kind: str, branch: int) -> None:
    gap = Q(1, 2**40)
    pair = (Q(2), 2 - gap) if branch == 1 else (2 - gap, Q(2))
    family = InverseProblem(kind, m=2, columns=4)
    x = family.minimiser(*pair)[0]
    problem = L1Problem(kind, *family.data(*pair))
    assert exact_minimiser(problem, claimed=x).x == x
    if kind == "P3":
        with pytest.raises(BarriersError, match="say which it is"):
            exact_minimiser(problem)
        with pytest.raises(BarriersError, match="cannot be shown"):
            exact_minimiser(problem, claimed=[v * 2 for v in x])


def test_the_programs_of_d_have_the_minimisers_of_d() -> None:
    low = 1 - Q(1, 2**40)
    for pair, place in (((Q(1), low), 0), ((low, Q(1)), 1)):
        matrix, y = linear_program(*pair, Q(1), 2, 4)
        found = exact_minimiser(LinearProgram.of([1] * 4, matrix, y))
        assert [j for j, v in enumerate(found.x) if v] == [place]


def test_a_square_root_is_enclosed() -> None:
    problem = L1Problem.of("P3", [[1, 0], [0, 1]], [1, 1])
    low, high = problem.objective([Q(0), Q(0)])
    assert low**2 < 2 < high**2
    assert high - low < Q(1, 2**100)
    cone = L1Problem.of("P1", [[1]], [2], eta=1)
    assert cone.violation([Q(0)]) == (1, 1)
    assert cone.violation([Q(1)]) == (0, 0)


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (lambda: LinearProgram.of([1], [["1/3"]], [1]), "1/3 in A is none"),
        (lambda: LinearProgram.of([1, 1], [[1]], [1]), "must have 1 entries, got 2"),
        (lambda: LinearProgram.of([1], [[1]], [1], [2], [1]), "bounds 2 > 1"),
        (lambda: LinearProgram.of([1], [[1]], [1], [0, 0]), "lower bounds must have 1"),
        (lambda: LinearProgram.of([float("nan")], [[1]], [1]), "nan"),
        (lambda: L1Problem.of("P4", [[1]], [1]), "P1, P2 and P3"),
        (lambda: L1Problem.of("P2", [[1]], [1], 0), "lambda > 0"),
        (lambda: L1Problem.of("P2", [[1]], [1], "1/10"), "1/10 in lambda"),
        (lambda: L1Problem.of("P2", [[1]], [1, 2]), "must have 1 entries"),
    ],
)
def test_data_that_no_solver_can_be_given_are_named(make: Any, told: str) -> None:
    with pytest.raises(BarriersError, match=told):
        make()


@given(st.lists(st.lists(entry, min_size=3, max_size=3), max_size=5))
def test_independence_and_the_kernel_agree(columns: list[list[Fraction]]) -> None:
    chosen = independent(columns)
    assert len(chosen) == len(set(chosen)) <= 3
    assert solved([columns[j] for j in chosen], [Q(0)] * 3) is not None
    d = unseen(columns)
    assert bool(d) == (len(chosen) < len(columns))
    if d:
        assert any(d)
        assert all(sum((v * c[i] for v, c in zip(d, columns, strict=True)), Q(0)) == 0 for i in range(3))


def test_bland_s_rule_ends_where_the_largest_slope_alone_cycles() -> None:
    """Beale's program, as it is printed in textbooks, and Kuhn's."""
    rows = [["1/4", -60, "-1/25", 9, 1, 0, 0], ["1/2", -90, "-1/50", 3, 0, 1, 0], [0, 0, 1, 0, 0, 0, 1]]
    matrix = tuple(tuple(map(Q, row)) for row in rows)
    cost = tuple(map(Q, ["-3/4", 150, "-1/50", 6, 0, 0, 0]))
    found = simplex(cost, matrix, (Q(0), Q(0), Q(1)), [Q(0)] * 7, [None] * 7)
    assert dot(cost, found.x) == Q(-1, 20)


def test_a_bound_is_violated_by_how_much_it_is_exceeded() -> None:
    box = LinearProgram.of([0], [[0]], [0], [-1], [1])
    assert [box.violation([Q(v)])[0] for v in (-3, -1, 0, 1, 4)] == [2, 0, 0, 0, 3]


def test_a_direction_that_a_does_not_see_is_one() -> None:
    active = _Active(((Q(1), Q(0), Q(2)), (Q(0), Q(1), Q(-3))), (Q(1), Q(1)), Q(1))
    active.signs = {0: 1, 1: 1, 2: -1}
    d = active._unseen([0, 1, 2], 2)
    assert d[2] == -1
    assert [sum(a * v for a, v in zip(row, d, strict=True)) for row in zip(*active.columns, strict=True)] == [0, 0]


@given(programs())
def test_excess_and_violation_are_what_they_are_called(program: LinearProgram) -> None:
    found = outcome(program)
    if isinstance(found, NoSingleMinimiser):
        assume(False)
    x = [v + 1 for v in found.x]
    rows = [abs(b - dot(row, x)) for row, b in zip(program.matrix, program.right, strict=True)]
    above = [v - high for v, high in zip(x, program.upper, strict=True) if high is not None]
    assert program.violation(x)[0] == max([*rows, *above, Q(0)])
    assert excess(found, x)[0] == sum(program.cost, Q(0))
    assert program.violation(found.x)[0] == 0
