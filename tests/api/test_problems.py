"""Problems of one's own: what `fork`, `jump` and `weak_fork` make of evaluations and solution sets."""

from __future__ import annotations

import sys
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import nnbarriers as nb
from theory.families import FORK, JUMP, WEAK_FORK, Family

HALF = Fraction(1, 2)
numbers = st.fractions(-4, 4, max_denominator=8)


def distance(v: tuple[Fraction, ...], w: tuple[Fraction, ...], norm: str) -> Fraction:
    off = [abs(a - b) for a, b in zip(v, w, strict=True)]
    return {"1": sum(off, Fraction(0)), "2": sum((d * d for d in off), Fraction(0)), "inf": max(off)}[norm]


def solution_sets(length: int) -> st.SearchStrategy[list[tuple[Fraction, ...]]]:
    return st.lists(st.tuples(*[numbers] * length), min_size=1, max_size=3)


@pytest.mark.result("J", "K", "W")
@given(st.data(), st.integers(1, 3), st.sampled_from(["1", "2", "inf"]), st.sampled_from([FORK, JUMP, WEAK_FORK]))
def test_kappa_and_distances_are_those_of_the_solution_sets(data: Any, length: int, norm: str, kind: str) -> None:
    one, other = data.draw(solution_sets(length)), data.draw(solution_sets(length))
    least = min(distance(v, w, norm) for v in one for w in other)
    assume(least)
    make: dict[str, Any] = {
        FORK: lambda: nb.fork("p", lambda s: [s], left=one, right=other, limit=one + other, norm=norm),
        JUMP: lambda: nb.jump("p", lambda s: [s], limit=one, right=other, norm=norm),
        WEAK_FORK: lambda: nb.weak_fork("p", lambda s: [s], left=one, right=other, norm=norm),
    }
    family: Family = make[kind]()
    assert (family.kind, family.kappa, family.power, family.proof) == (kind, least, 1 + (norm == "2"), "")
    output = data.draw(st.tuples(*[numbers] * length))
    for branch, solutions in ((family.branches[-1], other), (1 if kind != JUMP else 0, one)):
        found = family.distance(family.input(branch, 3), output)
        assert found.low == found.high == min(distance(output, v, norm) for v in solutions)


@pytest.mark.result("J", "K")
@given(numbers, st.integers(0, 3), st.integers(1, 30))
def test_members_lie_at_powers_of_one_quarter_on_their_sides(x: Fraction, slope: int, n: int) -> None:
    family = nb.fork("p", lambda s: [x + Fraction(slope, 3) * s, -s], left=[0], right=[1])
    for branch, sign in ((1, -1), (2, 1)):
        s = sign * Fraction(1, 4**n)
        assert family.values(family.input(branch, n), Fraction(1, 9)) == [x + Fraction(slope, 3) * s, -s]
        family.check(n, Fraction(1, 9))
    assert family.values(family.limit, Fraction(1, 9)) == [x, 0]


def nearest(problem: Any, oracle: Any, tape: Any) -> Any:
    return [round(oracle.read(0, 50))]


def coin(problem: Any, oracle: Any, tape: Any) -> Any:
    return [1 + tape.bit()]


@pytest.mark.result("J", "K")
def test_four_problems_in_a_few_lines() -> None:
    rounding = nb.fork("rounding", lambda s: [HALF + s], left=[0], right=[1], limit=[0, 1])
    game = nb.defeat(nearest, rounding, accuracy="1/10")
    assert (game.verdict, game.bound) == ("defeated", 0)
    assert "if the family is as declared (kappa = 1: not contradicted here)" in game.conclusion

    rank = nb.jump("rank", lambda s: [1, 0, 0, s], limit=[1], right=[2])
    assert nb.defeat(coin, rank, accuracy="1/10").bound == HALF

    eigenvector = nb.fork(
        "leading eigenvector", lambda s: [1 + max(s, 0), 0, 1 + max(-s, 0)],
        left=[(0, 1), (0, -1)], right=[(1, 0), (-1, 0)], norm=2,
    )  # fmt: skip
    assert (eigenvector.kappa, eigenvector.power) == (2, 2)
    first = nb.defeat(lambda p, o, t: [1, 0], eigenvector, accuracy="1/10")
    assert [str(play.success) for play in first.inputs] == ["[0, 1]", "0", "1"]
    assert first.bound == 0

    halves = {-1: [(0, 0, 1), (1, 1, 0)], 1: [(0, 1, 1), (1, 0, 0)]}
    means = nb.fork("2-means of 0, 1, 2", lambda s: [0, 1 + s, 2], left=halves[-1], right=halves[1])
    assert means.kappa == 1
    assert nb.defeat(lambda p, o, t: [0, t.bit(), 1], means, accuracy="1/3").bound == HALF


@pytest.mark.result("K")
def test_solution_sets_may_depend_on_s_and_kappa_is_declared_then() -> None:
    inverse = nb.fork("x + sign", lambda s: [s], left=lambda s: [s - 1], right=lambda s: [s + 1], kappa=2)
    game = nb.defeat(lambda p, o, t: [2 * t.bit() - 1], inverse, accuracy="1/2")
    assert game.bound == HALF
    nearer = lambda s: [1 if s > Fraction(1, 4**40) else -1]  # noqa: E731
    late = nb.fork("late", lambda s: [s], left=[-1], right=nearer, kappa=2)
    with pytest.raises(nb.BarriersError, match="left and right have a solution in common"):
        nb.defeat(lambda p, o, t: [o.read(0, 50)], late, accuracy="1/2")


@pytest.mark.result("J", "K")
@pytest.mark.parametrize(
    ("given_", "why"),
    [
        ({"left": lambda s: [s], "right": lambda s: [s], "kappa": 1}, r"kappa = 1 is too large: at s = ±1/4 .* 1/2"),
        ({"left": lambda s: [0], "right": lambda s: [1], "kappa": 100}, "kappa = 100 is too large"),
        ({"left": [0], "right": [1], "evaluations": lambda s: [0]}, "one input would have two answers"),
        ({"left": [0], "right": [1], "evaluations": lambda s: [1.0 + float(s)]}, "s is rounded away"),
        ({"left": [0], "right": [1], "evaluations": lambda s: [0, 7] if abs(s) < 1 / 4 and s else [s]}, "one length"),
        ({"left": [[]], "right": [[]]}, "left has solutions of lengths"),
        ({"left": [0], "right": [[1, 2]]}, "all solutions must have one length, got 1 and 2"),
        ({"left": [0], "right": [1], "evaluations": lambda s: [s, 0 if abs(s) > 1 / 99 else 3]}, "evaluation 1 moves"),
        ({"left": lambda s: 1 / 0, "right": [1], "kappa": 1}, "left raised ZeroDivisionError at s = -1/4"),
        ({"left": [0], "right": [1], "evaluations": lambda s: sys.exit()}, "evaluations raised SystemExit"),
        ({"left": [10**9999], "right": [1]}, "left: a number of 33216 bits is too long"),
    ],
)
def test_what_no_fork_can_be_is_refused_when_it_is_made(given_: dict[str, Any], why: str) -> None:
    with pytest.raises(nb.BarriersError, match=why):
        nb.fork("p", **{"evaluations": lambda s: [s], **given_})


@pytest.mark.result("W")
def test_solutions_from_a_generator_and_deep_levels() -> None:
    sign = nb.weak_fork("sign", lambda s: [s], left=(v for v in [-1]), right=iter([1]))
    found = nb.defeat(lambda p, o, t: [1], sign, accuracy="1/2", max_level=9000)
    assert found.bound == 0


@pytest.mark.result("W")
def test_a_weak_fork_needs_a_level_and_says_so_in_its_conclusion() -> None:
    sign = nb.weak_fork("sign", lambda s: [s], left=[-1], right=[1])
    found = nb.defeat(lambda p, o, t: [1 if o.read(0, 20) > 0 else -1], sign, accuracy="1/2", max_level=20)
    assert found.bound == 0
    assert "among algorithms that read at most level 20" in found.conclusion
    with pytest.raises(nb.BarriersError, match="max_level"):
        nb.defeat(lambda p, o, t: [1], sign, accuracy="1/2")
