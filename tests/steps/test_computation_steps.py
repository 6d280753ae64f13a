"""The steps in the proofs of B, J, K, W, C1, D, X: about families, information and algorithms of every kind."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from constructions.inverse_problems import InverseProblem, digits_family
from constructions.linear_programs import linear_program, linear_program_family, segment_distance
from constructions.minimisers import minimiser_family, set_points
from constructions.optimality import duality
from constructions.trainers import simple
from proofs_check.strategies import forks, jumps
from tests.strategies import networks, rationals
from theory.algorithms import output_distribution
from theory.costs import COSTS
from theory.families import JUMP, Family
from theory.networks import ReluNetwork
from theory.problems import Input, distance_between

HALF = Fraction(1, 2)
Place = tuple[int, int]
costs = st.sampled_from(sorted(COSTS))
tolerances = st.fractions(0, Fraction(49, 100), max_denominator=100)


def widest(network: ReluNetwork) -> int:
    """The number of points that B needs for the widths of a network."""
    return network.piece_bound + 2


@st.composite
def trained(draw: st.DrawFn) -> tuple[ReluNetwork, int, Fraction]:
    """A network, the number r of points and a parameter a."""
    network = draw(networks(draw(st.integers(2, 3))).filter(lambda n: n.piece_bound <= 12))
    return network, widest(network) + draw(st.integers(0, 2)), draw(st.fractions(HALF, 1, max_denominator=9))


def labels_of(r: int) -> list[int]:
    return [(j + 1) % 2 for j in range(1, r + 1)]


def off(one: Sequence[Fraction], other: Sequence[Any]) -> Fraction:
    """The distance in the maximum norm."""
    return max(abs(u - v) for u, v in zip(one, other, strict=True))


@pytest.mark.result("B1")
@given(trained(), st.integers(1, 6), costs)
def test_the_labels_are_predicted_at_no_cost(case: tuple[ReluNetwork, int, Fraction], n: int, name: str) -> None:
    network, r, a = case
    family = minimiser_family(network.widths, a, r=r, cost=COSTS[name], eps=Fraction(1, 3))
    assert family.member(1, n).distance(list(map(Fraction, labels_of(r)))).high == 0
    assert COSTS[name](labels_of(r), labels_of(r)) == 0


@pytest.mark.result("B1")
@given(trained(), st.integers(1, 6), costs, tolerances, st.data())
def test_what_is_nearly_a_minimiser_is_near_the_labels(
    case: tuple[ReluNetwork, int, Fraction], n: int, name: str, eps: Fraction, chooser: st.DataObject
) -> None:
    """The infimum on T_delta is 0: within its tolerance of it predictions are within eps of the labels."""
    network, r, a = case
    cost, labels = COSTS[name], labels_of(r)
    outputs = network.evaluate(set_points(r, a, n, network.dimension))
    near = [s + eps * chooser.draw(st.fractions(-1, 1, max_denominator=9)) for s in labels]
    for predictions in (outputs, near, [s + eps for s in labels]):
        if cost(predictions, labels) <= cost.tolerance(eps, r):
            assert off(predictions, labels) <= eps


@pytest.mark.result("B1")
@given(trained(), st.integers(1, 6), tolerances, st.data())
def test_predictions_on_t_0_are_half_a_unit_off_and_so_far_from_those_on_t_delta(
    case: tuple[ReluNetwork, int, Fraction], n: int, eps: Fraction, chooser: st.DataObject
) -> None:
    network, r, a = case
    labels, outputs = labels_of(r), network.evaluate(set_points(r, a, None, network.dimension))
    assert off(outputs, labels) >= HALF
    near = [s + eps * chooser.draw(st.fractions(-1, 1, max_denominator=9)) for s in labels]
    assert off(outputs, near) >= HALF - eps


@pytest.mark.result("B2")
@given(trained(), st.integers(1, 8), st.data())
def test_one_answer_serves_t_0_and_t_delta_up_to_its_level(
    case: tuple[ReluNetwork, int, Fraction], n: int, chooser: st.DataObject
) -> None:
    network, r, a = case
    family = minimiser_family(network.widths, a, r=r, cost=COSTS["sum-square"], eps=Fraction(1, 4))
    k, level = chooser.draw(st.integers(0, r * network.dimension - 1)), chooser.draw(st.integers(0, n))
    answer = family.answers(1, n)(k, level)
    assert answer == family.answers(0, 0)(k, level)
    for of in (family.limit, family.member(1, n)):
        assert abs(of.evaluation(k) - answer) <= Fraction(1, 2**level)


@pytest.mark.result("B4")
@given(trained())
def test_the_constant_answer_is_no_networks_prediction(case: tuple[ReluNetwork, int, Fraction]) -> None:
    network, r, a = case
    answer = [Fraction(s, 2) + Fraction(1, 4) for s in labels_of(r)]
    assert off(answer, labels_of(r)) == Fraction(1, 4)
    assert off(network.evaluate(set_points(r, a, None, network.dimension)), answer) >= Fraction(1, 4)


@pytest.mark.result("B5")
@given(trained(), st.integers(1, 12), tolerances, st.data())
def test_a_network_is_nearly_as_far_off_near_t_0_as_there(
    case: tuple[ReluNetwork, int, Fraction], n: int, eps: Fraction, chooser: st.DataObject
) -> None:
    network, r, a = case
    labels, points = labels_of(r), set_points(r, a, n, network.dimension)
    delta = max(point[1] for point in points)
    near = [s + eps * chooser.draw(st.fractions(-1, 1, max_denominator=9)) for s in labels]
    assert off(network.evaluate(points), near) >= HALF - eps - network.lipschitz_bound() * delta


@pytest.mark.result("B5")
@given(trained(), st.fractions(0, Fraction(49, 100), max_denominator=100))
def test_every_network_fails_on_all_members_from_one_on(
    case: tuple[ReluNetwork, int, Fraction], alpha: Fraction
) -> None:
    """Whatever its probability, that network is right on finitely many members only."""
    network, r, a = case
    family = minimiser_family(network.widths, a, r=r, networks=True)
    assert family.settle is not None
    n = family.settle(network, alpha)
    assert all(family.member(1, n + more).distance(network).within(alpha) is False for more in (0, 1, 5))


@pytest.mark.result("J", "K")
@given(st.one_of(jumps(), forks()), st.integers(0, 6), st.data())
def test_information_is_that_of_the_limit_up_to_the_level_and_admissible(
    where: tuple[Family, Fraction], more: int, chooser: st.DataObject
) -> None:
    family, _ = where
    n, branch = family.first + more, chooser.draw(st.sampled_from(family.branches))
    member, size = family.member(branch, n), len(family.posed(Fraction(0)).evaluations)
    k, level = chooser.draw(st.integers(0, size - 1)), chooser.draw(st.integers(0, 2 * n + 4))
    answer = family.answers(branch, n)(k, level)
    assert abs(member.evaluation(k) - answer) <= Fraction(1, 2**level)
    assert (answer * 2**level).denominator == 1
    if level <= n:
        assert answer == family.answers(0, 0)(k, level)


@pytest.mark.result("J", "K", "D", "C1")
@given(st.one_of(jumps(), forks()), st.integers(0, 5), st.integers(0, 5), st.data())
def test_no_output_serves_two_inputs_that_look_alike(
    where: tuple[Family, Fraction], more: int, yet: int, chooser: st.DataObject
) -> None:
    """Solutions kappa apart have no common point within alpha < kappa/2; at kappa/2 the midpoint is one."""
    family, alpha = where
    if family.kind == JUMP:
        pair: tuple[Input, Input] = (family.limit, family.member(1, family.first + more))
    else:
        pair = (family.member(1, family.first + more), family.member(2, family.first + yet))
    size = family.posed(alpha).outputs or 0
    one, other = simple.candidates(family.posed(alpha))
    part = chooser.draw(st.fractions(-1, 2, max_denominator=40))
    free = [chooser.draw(rationals) for _ in range(size)]
    for x in (one, other, free, [u + part * (v - u) for u, v in zip(one, other, strict=True)]):
        assert not all(of.distance(x).within(alpha) for of in pair)


# General algorithms: what is read depends on the answers, in no order, and tapes are a finite probability space.

Reading = tuple[int, int]


@dataclass(frozen=True)
class Tape:
    """A tape: its weight, what it reads at first, what then, and which of the candidates it says."""

    weight: Fraction
    first: frozenset[Reading]
    then: tuple[frozenset[Reading], ...]
    salt: int

    def run(self, answers: Callable[[int, int], Fraction], said: Sequence[Any]) -> tuple[Any, int]:
        """The output, None if it does not halt, and the largest level read."""
        seen = {reading: answers(*reading) for reading in self.first}
        more = self.then[hash_of(seen, self.salt) % len(self.then)]
        seen |= {reading: answers(*reading) for reading in more}
        return said[hash_of(seen, self.salt + 1) % len(said)], max((level for _, level in seen), default=0)


def hash_of(seen: dict[Reading, Fraction], salt: int) -> int:
    """A number that depends on the set of readings, not on an order of them."""
    return sum((7 * k + 3 * level + 1) * (value * 2**level).numerator for (k, level), value in seen.items()) + salt


@st.composite
def general_algorithms(draw: st.DrawFn, size: int) -> list[Tape]:
    readings = st.frozensets(st.tuples(st.integers(0, size - 1), st.integers(0, 6)), max_size=4)
    parts = draw(st.lists(st.integers(1, 9), min_size=1, max_size=6))
    return [
        Tape(
            Fraction(part, sum(parts)),
            draw(readings),
            tuple(draw(st.lists(readings, min_size=1, max_size=3))),
            draw(st.integers(0, 9)),
        )
        for part in parts
    ]


def played(
    tapes: list[Tape], family: Family, alpha: Fraction, place: Place, said: Sequence[Any]
) -> tuple[Fraction, Fraction]:
    """The probabilities of success and of halting on the information about an input."""
    runs = [(tape.weight, tape.run(family.answers(*place), said)[0]) for tape in tapes]
    of = family.input(*place)
    success = sum((w for w, x in runs if x is not None and of.distance(x).within(alpha)), Fraction(0))
    return success, sum((w for w, x in runs if x is not None), Fraction(0))


@pytest.mark.result("J")
@given(jumps(), st.data())
def test_general_algorithms_succeed_at_most_half_of_the_time_on_jumps(
    where: tuple[Family, Fraction], chooser: st.DataObject
) -> None:
    """Beyond all levels that are read on the limit the runs are the same; further inputs change nothing of that."""
    family, alpha = where
    problem = family.posed(alpha)
    one, other = simple.candidates(problem)
    said = [one, other, None, [HALF] * len(one)]
    tapes = chooser.draw(general_algorithms(len(problem.evaluations)))
    level = max(tape.run(family.answers(0, 0), said)[1] for tape in tapes)
    n = max(level, family.first)
    assert [tape.run(family.answers(1, n), said) for tape in tapes] == [
        tape.run(family.answers(0, 0), said) for tape in tapes
    ]
    successes = [played(tapes, family, alpha, place, said)[0] for place in ((0, 0), (1, n))]
    assert sum(successes) <= 1
    larger = [*successes, *(played(tapes, family, alpha, (1, family.first + more), said)[0] for more in range(3))]
    assert min(larger) <= HALF


@pytest.mark.result("K")
@given(forks(), st.data())
def test_general_algorithms_on_forks_obey_both_bounds(where: tuple[Family, Fraction], chooser: st.DataObject) -> None:
    family, alpha = where
    problem = family.posed(alpha)
    one, other = simple.candidates(problem)
    said = [one, other, *chooser.draw(st.sampled_from([[], [None]]))]
    tapes = chooser.draw(general_algorithms(len(problem.evaluations)))
    n = max(family.first, *(tape.run(family.answers(0, 0), said)[1] for tape in tapes))
    on_limit, halts = played(tapes, family, alpha, (0, 0), said)
    first, second = (played(tapes, family, alpha, (branch, n), said)[0] for branch in (1, 2))
    assert first + second <= 2 - halts
    assert min(on_limit, first, second) <= Fraction(2, 3)
    if halts == 1:
        assert min(first, second) <= HALF


@pytest.mark.result("W")
@pytest.mark.parametrize("kind", ["P1", "P2", "P3"])
@pytest.mark.parametrize("branch", [1, 2])
def test_two_readings_at_a_random_level_beat_a_coin_on_each_member_by_less_and_less(kind: str, branch: int) -> None:
    """Level j with probability 2**-(j+1): only fine ones tell the branches apart, and there is no best bound."""
    problem = InverseProblem(kind)
    family, alpha = digits_family(problem, 3, weak=True), Fraction(1, 100)
    entry = problem.entry(2)
    corners = [problem.minimiser(entry, entry - 1)[0], problem.minimiser(entry - 1, entry)[0]]

    def sampler(problem: Any, oracle: Any, tape: Any) -> Any:
        level = 0
        while tape.bit():
            level += 1
        gap = oracle.read(0, level) - oracle.read(1, level)
        if abs(gap) > Fraction(1, 2**level):  # readings are off by half of that at most
            return corners[0] if gap > 0 else corners[1]
        return corners[tape.bit()]

    gains = []
    for n in range(family.first, family.first + 4):
        odds = output_distribution(sampler, family.posed(alpha), family.answers(branch, n), max_bits=3 * n + 14)
        of = family.member(branch, n)
        right = (w for x, w in odds.items() if isinstance(x, tuple) and of.distance(x).within(alpha))
        gains.append(sum(right, Fraction(0)) - HALF)
    assert all(gain > 0 for gain in gains)
    assert all(later < gain for gain, later in pairwise(gains))
    assert gains[-1] <= Fraction(1, 2 ** (family.first + 3))


@pytest.mark.result("W", "C1")
@given(st.sampled_from(["P1", "P2", "P3"]), st.integers(0, 12), st.data())
def test_with_a_bound_on_the_level_general_algorithms_succeed_half_of_the_time_on_weak_forks(
    kind: str, more: int, chooser: st.DataObject
) -> None:
    problem = InverseProblem(kind)
    family, alpha = digits_family(problem, 3, weak=True), Fraction(1, 100)
    entry = problem.entry(2)
    said = [problem.minimiser(entry, entry - 1)[0], problem.minimiser(entry - 1, entry)[0], None]
    tapes = chooser.draw(general_algorithms(len(family.posed(alpha).evaluations)))
    n = max(family.first, 7 + more)  # no tape reads beyond level 6
    successes = [played(tapes, family, alpha, (branch, n), said)[0] for branch in (1, 2)]
    assert sum(successes) <= 1
    both = [tape.run(family.answers(branch, n), said) for tape in tapes for branch in (1, 2)]
    assert both[::2] == both[1::2]


@pytest.mark.result("D")
@given(
    st.fractions(Fraction(1, 9), 5, max_denominator=9),
    st.fractions(Fraction(1, 9), 5, max_denominator=9),
    st.lists(st.fractions(0, 4, max_denominator=9), min_size=3, max_size=5),
)
def test_nothing_feasible_costs_less_than_the_value_and_where_entries_are_equal_all_of_the_segment_costs_it(
    alpha: Fraction, y1: Fraction, x: list[Fraction]
) -> None:
    beta, n = alpha * Fraction(2, 3), len(x)
    x = [*x[:2], x[2], *[Fraction(0)] * (n - 3)]
    x[0] = max(Fraction(0), (y1 + x[2] - beta * x[1]) / alpha)
    matrix, y = linear_program(alpha, beta, y1, 1, n)
    if sum(a * v for a, v in zip(matrix[0], x, strict=True)) == y[0]:
        assert sum(x) >= y1 / alpha
    equal, right = linear_program(alpha, alpha, y1, 1, n)
    for part in (Fraction(0), Fraction(1, 3), Fraction(1)):
        middle = [part * y1 / alpha, (1 - part) * y1 / alpha, *[Fraction(0)] * (n - 2)]
        assert duality(equal, right, middle, [1 / alpha])


@pytest.mark.result("D")
@given(
    st.sampled_from(["1", "2", "inf"]),
    st.fractions(Fraction(1, 3), 5, max_denominator=3),
    st.fractions(Fraction(1, 3), 5, max_denominator=3),
    st.integers(1, 4),
)
def test_the_corners_are_kappa_apart_in_every_norm(norm: str, alpha: Fraction, y1: Fraction, more: int) -> None:
    family = linear_program_family(norm, alpha=alpha, y1=y1)
    one, other = simple.candidates(family.posed(Fraction(0)))
    n = family.first + more
    assert family.member(1, n).distance(one).high == family.member(2, n).distance(other).high == 0
    assert distance_between(one, other, norm) == family.kappa
    assert family.kappa == {"1": 2 * y1 / alpha, "2": 2 * (y1 / alpha) ** 2, "inf": y1 / alpha}[norm]
    middle = [(u + v) / 2 for u, v in zip(one, other, strict=True)]
    assert segment_distance(middle, [one, other], norm).high == 0


@pytest.mark.result("C1")
@given(
    st.sampled_from(["P1", "P2", "P3"]), st.integers(2, 6), st.integers(0, 20), st.sampled_from([1, 2]), st.booleans()
)
def test_the_midpoint_of_the_weak_solutions_has_k_minus_two_digits_of_all(
    kind: str, digits: int, more: int, branch: int, weak: bool
) -> None:
    """C is below 2 * 10**(1-K): the midpoint is off by c/sqrt(2) from the corners of the weak family."""
    problem = InverseProblem(kind)
    entry = problem.entry(digits - 1)
    ends = (problem.minimiser(entry, entry - 1)[0], problem.minimiser(entry - 1, entry)[0])
    middle = [(u + v) / 2 for u, v in zip(*ends, strict=True)]
    family = digits_family(problem, digits, weak=weak)
    allowed = Fraction(1, 10 ** (digits - 2))
    assert family.member(branch, family.first + more).distance(middle).within(allowed) is True
    assert family.limit.distance(middle).within(allowed) is True


@pytest.mark.result("C0")
@given(
    st.sampled_from(["P1", "P2", "P3"]),
    st.integers(-6, 6),
    st.integers(1, 6),
    st.lists(st.fractions(-2, 2, max_denominator=9), min_size=3, max_size=3),
)
def test_an_orthogonal_matrix_changes_no_cost_and_no_constraint(kind: str, p: int, q: int, x: list[Fraction]) -> None:
    """All rational rotations of the plane: (1 - t^2, 2t)/(1 + t^2)."""
    t = Fraction(p, q)
    c, s = (1 - t * t) / (1 + t * t), 2 * t / (1 + t * t)
    entries = Fraction(3), Fraction(2)
    plain = InverseProblem(kind, m=2, columns=3)
    turned = InverseProblem(kind, m=2, columns=3, q=((c, s), (-s, c)))

    def square(problem: InverseProblem) -> Fraction:
        matrix, y = problem.data(*entries)
        return sum(
            ((sum(a * v for a, v in zip(row, x, strict=True)) - b) ** 2 for row, b in zip(matrix, y, strict=True)),
            Fraction(0),
        )

    assert square(plain) == square(turned)
    assert plain.minimiser(*entries) == turned.minimiser(*entries)
