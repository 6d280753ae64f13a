"""J, K: the problems of the gallery have the solutions, kappa and rate that are claimed; beside them one computes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from itertools import product
from math import isqrt
from typing import Any

import pytest
import sympy
from hypothesis import given
from hypothesis import strategies as st

from constructions.adversary import defeat, survey
from constructions.catalogue import named_family
from constructions.gallery.posed import Computable, GalleryProblem, posed, small
from constructions.gallery.table import GALLERY
from constructions.trainers import simple
from theory.algorithms import execute
from theory.exact import BarriersError
from theory.families import FORK, JUMP, Family
from theory.information import extreme_answers, nearest_answers, random_answers
from theory.problems import Distance, Input, Problem, distance_between

HALF, QUARTER = Fraction(1, 2), Fraction(1, 4)
TINY = sympy.Rational(1, 10**180)
"""More than what 200 digits leave open."""
PROBLEMS = pytest.mark.parametrize("problem", GALLERY.values(), ids=list(GALLERY))
NORMS = {"eigenvector": "2", "singular-vector": "2"}
KAPPA = {"eigenvector": 2, "rank": 1, "roots": 2, "clustering": 1, "lp-value": Fraction(7, 8), "singular-vector": 2,
         "sign": 1, "rounding": 1}  # fmt: skip
"""The distances of the solution sets, squared for the Euclidean norm: what docs/gallery.md says."""
Truth = list[tuple[Fraction, ...]] | None


def fractions(values: Any) -> tuple[Fraction, ...]:
    return tuple(Fraction(int(v.p), int(v.q)) for v in map(sympy.Rational, values))


def leading(matrix: sympy.Matrix) -> Truth:
    """The unit eigenvectors of the largest eigenvalue; None if they are a circle."""
    _, multiplicity, vectors = max(matrix.eigenvects(), key=lambda found: found[0])
    if multiplicity > 1:
        return None
    unit = vectors[0] / vectors[0].norm()
    return [fractions(unit), fractions(-unit)]


def tall(values: list[Any]) -> sympy.Matrix:
    matrix = sympy.Matrix(3, 2, values)
    return matrix.T * matrix


def clusters(points: list[Any]) -> Truth:
    """The labels of least cost, by going through all of them."""
    costs = {}
    for labels in product((0, 1), repeat=3):
        parts = [[x for x, label in zip(points, labels, strict=True) if label == one] for one in (0, 1)]
        if all(parts):
            costs[labels] = sum(sum((x - sum(part) / len(part)) ** 2 for x in part) for part in parts)
    return [fractions(labels) for labels, cost in costs.items() if cost == min(costs.values())]


def value(numbers: list[Any]) -> Truth:
    """The value of the linear program, which is attained at a feasible point whose support has independent columns."""
    matrix, right = sympy.Matrix(2, 2, numbers[:4]), sympy.Matrix(numbers[4:])
    found = []
    for support in ((0,), (1,), (0, 1)):
        columns = matrix[:, list(support)]
        if columns.rank() == len(support) == columns.row_join(right).rank():
            x = (columns.T * columns).inv() * columns.T * right
            found += [sum(x)] if min(x) >= 0 else []
    return [fractions([min(found)])]


def real_roots(numbers: list[Any]) -> Truth:
    return [(Fraction(len(sympy.real_roots(sympy.Poly([1, *numbers], sympy.Symbol("x"))))),)]


TRUTH: dict[str, Callable[[list[Any]], Truth]] = {
    "eigenvector": lambda v: leading(sympy.Matrix([[v[0], v[1]], [v[1], v[2]]])),
    "rank": lambda v: [(Fraction(sympy.Matrix(2, 2, v).rank()),)],
    "roots": real_roots,
    "clustering": clusters,
    "lp-value": value,
    "singular-vector": lambda v: leading(tall(v)),
    "sign": lambda v: [fractions([sympy.sign(sympy.Matrix(3, 3, v).det())])],
    "rounding": lambda v: [fractions([m]) for m in range(-3, 4) if abs(v[0] - m) <= sympy.Rational(1, 2)],
}
"""The solutions by definition, from the evaluations alone."""


def truth(problem: GalleryProblem, place: tuple[int, int], family: Family | None = None) -> Truth:
    of = family or problem.family
    values = of.values(of.input(*place), problem.accuracy)
    return TRUTH[problem.name]([sympy.Rational(v.numerator, v.denominator) for v in values])


def faults(problem: GalleryProblem, family: Family, places: Any, outputs: Any) -> list[Any]:
    """Where the distances of a family are not those to the solutions by definition."""
    found, norm = [], NORMS.get(problem.name, "inf")
    for place, output in product(places, outputs):
        told, solutions = family.distance(family.input(*place), output), truth(problem, place, family)
        if solutions is None:
            length = sympy.sqrt(sum(sympy.Rational(v.numerator, v.denominator) ** 2 for v in output))
            low, high = (sympy.Rational(v.numerator, v.denominator) for v in (told.low, told.high))
            exact = sympy.N((length - 1) ** 2, 200)
            right = bool(low - TINY <= exact) and bool(exact <= high + TINY)
            right = right and told.high - told.low < Fraction(1, 2**300)
        else:
            right = told.low == told.high == min(distance_between(output, v, norm) for v in solutions)
        found += [] if right else [(place, output)]
    return found


def outputs(problem: GalleryProblem) -> st.SearchStrategy[tuple[Fraction, ...]]:
    length = len(problem.candidates[0])
    free = st.tuples(*[st.fractions(-3, 3, max_denominator=8)] * length)
    return st.one_of(free, st.sampled_from(problem.candidates))


@pytest.mark.result("J", "K")
@PROBLEMS
@given(data=st.data())
def test_distances_are_those_to_the_solutions_by_definition(problem: GalleryProblem, data: Any) -> None:
    places = [(0, 0), *((branch, data.draw(st.integers(1, 40))) for branch in problem.family.branches)]
    assert faults(problem, problem.family, places, [data.draw(outputs(problem))]) == []


@pytest.mark.result("J", "K")
@PROBLEMS
def test_wrong_solution_sets_are_noticed(problem: GalleryProblem) -> None:
    family, places = problem.family, list(problem.places(3))
    member = lambda branch, n: replace(family.member(branch, n), distance=family.limit.distance)  # noqa: E731
    assert faults(problem, replace(family, member=member), places, problem.candidates)
    other = replace(family.limit, distance=family.member(1, 1).distance)
    assert faults(problem, replace(family, limit=other), places, problem.candidates)


@pytest.mark.result("J", "K")
@PROBLEMS
def test_kappa_is_the_distance_of_the_solution_sets_exactly(problem: GalleryProblem) -> None:
    family, norm = problem.family, NORMS.get(problem.name, "inf")
    apart = [(0, 1)] if family.kind == JUMP else [(1, 2)]
    least = min(
        distance_between(v, w, norm)
        for one, other in apart
        for n, m in product((1, 2, 3, 9), repeat=2)
        for v in truth(problem, (one, n if one else 0)) or []
        for w in truth(problem, (other, m)) or []
    )
    assert least == family.kappa == KAPPA[problem.name]
    assert family.power == (2 if norm == "2" else 1)
    assert family.admits(problem.accuracy)
    assert not family.admits(problem.accuracy + Fraction(1, 100))
    assert named_family(f"gallery:{problem.name}") == (family, problem.accuracy)


@pytest.mark.result("J", "K")
@PROBLEMS
@given(n=st.integers(1, 400))
def test_members_are_within_the_rate_and_never_equal(problem: GalleryProblem, n: int) -> None:
    family = problem.family
    family.check(n, problem.accuracy)
    places = [(0, 0), *((branch, n) for branch in family.branches)]
    assert len({tuple(family.values(family.input(*place), problem.accuracy)) for place in places}) == len(places)


@pytest.mark.result("J", "K")
@PROBLEMS
def test_a_coin_attains_one_half_and_at_half_of_kappa_a_constant_succeeds(problem: GalleryProblem) -> None:
    family = problem.family
    found = defeat(simple.coin, family, problem.accuracy)
    assert (found.bound, found.limit, found.verdict) == (HALF, HALF, "defeated")
    assert all(play.success.low == HALF for play in found.plays[family.kind == FORK :])
    one, other = problem.candidates
    middle = tuple((v + w) / 2 for v, w in zip(one, other, strict=True))
    near = [family.distance(family.input(*place), middle) for place in problem.places(9)]
    assert all(distance.high <= family.kappa / 2**family.power for distance in near)
    assert max(distance.low for distance in near) == family.kappa / 2**family.power
    if family.power == 1:
        assert survey(simple.midpoint, [family], family.kappa / 2).bound == 1


@pytest.mark.result("J", "K")
@PROBLEMS
def test_a_wrong_kappa_and_a_wrong_solution_set_are_refused_by_the_adversary(problem: GalleryProblem) -> None:
    family = problem.family
    with pytest.raises(BarriersError, match="is too large"):
        defeat(simple.coin, replace(family, kappa=family.kappa * Fraction(101, 100)), problem.accuracy)
    yes = Distance(Fraction(0), Fraction(0), family.power)
    easy = lambda of: replace(of, distance=lambda output: yes)  # noqa: E731
    wrong = replace(family, limit=easy(family.limit), member=lambda branch, n: easy(family.member(branch, n)))
    with pytest.raises(BarriersError, match=r"too large|than is possible"):
        defeat(simple.coin, wrong, problem.accuracy)
    fast = replace(family, member=lambda branch, n: family.member(branch, max(1, n - 1)))
    with pytest.raises(BarriersError, match="must be within"):
        fast.check(7, problem.accuracy)


NOTHING = Computable("nothing", 1, lambda problem, oracle, tape: None, lambda s, output, accuracy: False)


@pytest.mark.result("J", "K")
@pytest.mark.parametrize(
    ("given_", "why"),
    [
        ({"left": [[1]]}, "a solution in common"),
        ({"right": [[0]]}, "a solution in common"),
        ({"right": []}, "must be lists, of one at least"),
        ({"limit": lambda output: Distance(Fraction(0), None)}, "must be lists, of one at least"),
        ({"right": [[1, 2]]}, "must have one length"),
        ({"accuracy": HALF}, "less than kappa/2, got 1/2"),
        ({"accuracy": -HALF}, "less than kappa/2, got -1/2"),
        ({"data": lambda s: [2 * s]}, "must be within"),
    ],
)
def test_what_is_no_jump_and_no_fork_is_refused_when_it_is_posed(given_: dict[str, Any], why: str) -> None:
    usual: dict[str, Any] = {
        "data": lambda s: [s], "limit": [[0]], "right": [[1]], "accuracy": QUARTER, "computable": NOTHING
    }  # fmt: skip
    assert posed("sign", "the sign", "x", **usual).family.kappa == 1
    several = {**usual, "limit": [[0], [7]], "right": [[9], [2]]}
    assert posed("sign", "the sign", "x", **several).family.kappa == 2
    with pytest.raises(BarriersError, match=why):
        posed("sign", "the sign", "x", **{**usual, **given_})


def answerers(of: Input, seed: int) -> list[Any]:
    extremes = [extreme_answers(of, upward=upward) for upward in (True, False)]
    return [nearest_answers(of), *extremes, random_answers(of, seed)]


@pytest.mark.result("J", "K")
@PROBLEMS
@given(data=st.data())
def test_what_is_computable_is_computed_whatever_the_information(problem: GalleryProblem, data: Any) -> None:
    accuracy = data.draw(st.sampled_from([Fraction(3), HALF, Fraction(1, 7), Fraction(1, 100), Fraction(1, 2**10)]))
    place = data.draw(st.sampled_from(list(problem.places(30))))
    of = problem.family.input(*place)
    for answers in (None, *answerers(of, data.draw(st.integers(0, 99)))):
        assert problem.computes(place, accuracy, answers)


@pytest.mark.result("J", "K")
@PROBLEMS
def test_on_all_members_tried_a_billionth_is_no_harder(problem: GalleryProblem) -> None:
    accuracy = Fraction(1, 2**14 if problem.name == "singular-vector" else 2**30)
    assert all(problem.computes(place, accuracy) for place in problem.places(4 if accuracy > 1 / 2**20 else 40))


@pytest.mark.result("J", "K")
@PROBLEMS
def test_what_is_off_by_more_is_not_said_to_be_right(problem: GalleryProblem) -> None:
    accuracy = Fraction(1, 100)
    for place in problem.places(12):
        s, output = small(problem.family.kind, *place), problem.compute(place, accuracy)
        off = [Fraction(2) * (k == 0) + v for k, v in enumerate(output)]
        assert not problem.computable.right(s, off, accuracy)
    if problem.name == "rounding":
        assert not problem.computable.right(Fraction(0), [HALF], accuracy)  # no integer
    with pytest.raises(BarriersError, match="computable to every accuracy above 0, got 0"):
        problem.compute((0, 0), Fraction(0))


EXACT: dict[str, Callable[[Fraction], list[Fraction]]] = {
    "eigenvector": lambda s: [1 + abs(s), Fraction(1)],
    "rank": lambda s: [Fraction(1), s],
    "roots": lambda s: [Fraction(1), root(s), Fraction(1), -root(s)],
    "clustering": lambda s: [(1 - abs(s)) ** 2 / 2],
    "lp-value": lambda s: [1 / (8 - s)],
    "sign": lambda s: [3 * s],
}


def root(s: Fraction) -> Fraction:
    return Fraction(isqrt(s.numerator), isqrt(s.denominator))


@pytest.mark.result("J", "K")
@pytest.mark.parametrize("name", EXACT)
def test_the_accuracy_is_attained_and_not_exceeded(name: str) -> None:
    problem, hair, accuracy = GALLERY[name], Fraction(1, 10**30), Fraction(1, 50)
    for place in problem.places(6):
        s = small(problem.family.kind, *place)
        exact = EXACT[name](s)
        for k in range(len(exact)):
            for sign in (1, -1):
                ends = [
                    [v + sign * size * (j == k) for j, v in enumerate(exact)] for size in (accuracy, accuracy + hair)
                ]
                assert problem.computable.right(s, ends[0], accuracy)
                assert not problem.computable.right(s, ends[1], accuracy)
    swapped = [exact[2], exact[3], exact[0], exact[1]] if name == "roots" else exact
    assert problem.computable.right(s, swapped, Fraction(0))


numbers = st.fractions(-4, 4, max_denominator=9)


def said(problem: GalleryProblem, values: list[Fraction], accuracy: Fraction, seed: int) -> list[sympy.Rational]:
    """What the algorithm for what is computable says of any input, for random information."""
    of = Input("any", values.__getitem__, lambda output: Distance(Fraction(0), None))
    names = problem.family.posed(problem.accuracy).evaluations
    asked = Problem(problem.computable.what, names, problem.computable.outputs, accuracy)
    output: Any = execute(problem.computable.algorithm, asked, random_answers(of, seed), coins=lambda: 0).output
    return [sympy.Rational(v.numerator, v.denominator) for v in output]


def off(problem: GalleryProblem, values: list[sympy.Rational], found: list[sympy.Rational]) -> Any:
    """How far a vector is from what is to be computed, by definition, for any input."""
    v = values
    if problem.name in ("eigenvector", "rank"):
        matrix = sympy.Matrix(2, 2, v) if problem.name == "rank" else sympy.Matrix([[v[0], v[1]], [v[1], v[2]]])
        gram = matrix.T * matrix if problem.name == "rank" else matrix
        exact = [(gram.trace() + sign * sympy.sqrt(gram.trace() ** 2 - 4 * gram.det())) / 2 for sign in (1, -1)]
        exact = [sympy.sqrt(x) for x in exact] if problem.name == "rank" else exact
        return max(abs(a - b) for a, b in zip(exact, found, strict=True))
    if problem.name == "roots":
        root = sympy.sqrt(v[0] ** 2 / 4 - v[1])
        pair = [found[0] + sympy.I * found[1], found[2] + sympy.I * found[3]]
        roots = [-v[0] / 2 + root, -v[0] / 2 - root]
        return min(max(abs(a - b) for a, b in zip(roots, p, strict=True)) for p in (pair, pair[::-1]))
    if problem.name == "singular-vector":
        gram, unit = tall(v), sympy.Matrix(found)
        top = sympy.sqrt((gram.trace() + sympy.sqrt(gram.trace() ** 2 - 4 * gram.det())) / 2)
        return top - sympy.sqrt((unit.T * gram * unit)[0]) if unit.norm() == 1 else sympy.oo
    if problem.name == "clustering":
        means = [(a, (b + c) / 2, (b, c)) for a, b, c in (v, [v[1], v[0], v[2]], [v[2], v[0], v[1]])]
        return abs(found[0] - min(sum((x - mean) ** 2 for x in pair) for _, mean, pair in means))
    if problem.name == "sign":
        return abs(found[0] - sympy.Matrix(3, 3, v).det())
    assert problem.name == "rounding"
    return abs(v[0] - found[0]) - sympy.Rational(1, 2) if found[0].is_integer else sympy.oo


@pytest.mark.result("J", "K")
@pytest.mark.parametrize("name", [name for name in GALLERY if name != "lp-value"])
@given(data=st.data())
def test_the_algorithms_are_right_on_every_input_of_the_shape(name: str, data: Any) -> None:
    problem, accuracy = GALLERY[name], data.draw(st.sampled_from([Fraction(2), Fraction(1, 3), Fraction(1, 64)]))
    size = len(problem.family.posed(problem.accuracy).evaluations)
    values = data.draw(st.lists(numbers, min_size=size, max_size=size))
    found = said(problem, values, accuracy, data.draw(st.integers(0, 9)))
    exact = [sympy.Rational(v.numerator, v.denominator) for v in values]
    assert sympy.N(off(problem, exact, found), 50) <= sympy.Rational(accuracy.numerator, accuracy.denominator)


@pytest.mark.result("J")
@given(rows=st.lists(st.lists(numbers, min_size=2, max_size=2), min_size=2, max_size=2), seed=st.integers(0, 9),
       less=st.lists(st.fractions(0, 3, max_denominator=5), min_size=2, max_size=2))  # fmt: skip
def test_the_value_is_computed_wherever_both_sides_have_room(
    rows: list[list[Fraction]], seed: int, less: list[Fraction]
) -> None:
    """A (1, 1)^T >= b + 1; the value by going through all vertices of the polyhedron."""
    right = [sum(row) - 1 - slack for row, slack in zip(rows, less, strict=True)]
    accuracy = Fraction(1, 20)
    (found,) = said(GALLERY["lp-value"], [*rows[0], *rows[1], *right], accuracy, seed)
    lines = [(*row, b) for row, b in zip(rows, right, strict=True)] + [(1, 0, 0), (0, 1, 0)]
    values = []
    for (a, b, e), (c, d, f) in product(lines, repeat=2):
        if det := a * d - b * c:
            x, y = Fraction(e * d - b * f) / det, Fraction(a * f - e * c) / det
            values += [x + y] if all(p * x + q * y >= r for p, q, r in lines) else []
    assert abs(Fraction(int(found.p), int(found.q)) - min(values)) <= accuracy
