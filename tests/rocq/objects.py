"""Random objects of the Python code, small enough for Rocq, with the terms that stand for them."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Any

from constructions import stable_network
from constructions.instability import interpolating_network
from constructions.inverse_problems import InverseProblem, digits_family
from constructions.linear_programs import linear_program_family
from constructions.training_sets import TrainingSet, epsilon, training_set
from tests.rocq.terms import indexed, q
from theory.families import JUMP, Family
from theory.layers import Layer
from theory.monotone import Monotone, affine, threshold
from theory.networks import ReluNetwork
from theory.problems import Distance, Input, Problem

Random = random.Random
HALF = Fraction(1, 2)
Made = tuple[Any, str, Sequence[Fraction | int]]
"""What makes an instance: the objects, the term, the numbers."""
PLAIN = Problem("two numbers", ("u", "v"), 1, Fraction(0))


def rational(r: Random, bound: int = 3, largest: int = 8) -> Fraction:
    """A rational number, now and then a double."""
    if r.random() < 1 / 8:
        return Fraction(r.uniform(-bound, bound))
    bottom = r.randint(1, largest)
    return Fraction(r.randint(-bound * bottom, bound * bottom), bottom)


def parameter(r: Random) -> Fraction:
    """The parameter a in [1/2, 1], the ends included."""
    return r.choice([HALF, Fraction(1), HALF + Fraction(r.randint(0, 20), 40)])


def architecture(r: Random, dimension: int | None = None, depth: int = 3) -> tuple[int, ...]:
    return (dimension or r.randint(1, 4), *(r.randint(1, 4) for _ in range(r.randint(1, depth))), 1)


def any_network(r: Random, dimension: int | None = None) -> ReluNetwork:
    layers = []
    for inputs, outputs in pairwise(architecture(r, dimension)):
        rows = tuple(tuple(rational(r) for _ in range(inputs)) for _ in range(outputs))
        layers.append(Layer(rows, tuple(rational(r) for _ in range(outputs))))
    return ReluNetwork(tuple(layers))


def dataset(r: Random, least: int = 1) -> TrainingSet:
    n = r.randint(least, 7)
    part = r.choice([Fraction(1), Fraction(r.randint(1, 30), 30)])
    return training_set(n, parameter(r), delta=epsilon(n) * part, dimension=r.randint(2, 4))


def network_for(r: Random, data: TrainingSet) -> ReluNetwork:
    """Any network, or one that fits the data."""
    kind = r.choice(["any", "accurate", "stable", "sharp"])
    if kind == "accurate":
        return interpolating_network(architecture(r, data.dimension), data.delta)
    if kind == "stable" and len(data) > 1:
        return stable_network.stable_network(data)
    if kind == "sharp":
        runs = stable_network.sharp_runs(len(data), 3)
        return stable_network.sharp_network(runs, 3, data.a, dimension=data.dimension)
    return any_network(r, data.dimension)


def monotone(r: Random) -> tuple[str, Monotone]:
    """A monotone g: affine (a constant, or falling, too), or a step."""
    if r.random() < 1 / 2:
        m, b = r.choice([Fraction(1), Fraction(0), rational(r)]), r.choice([Fraction(0), HALF, rational(r)])
        return f"(fun y : Q => {q(m)} * y + {q(b)})", affine(m, b)
    at, falling = rational(r), r.random() < 1 / 2
    return (
        f"(fun y : Q => if Qlt_le_dec y {q(at)} then {int(falling)} else {int(not falling)})",
        threshold(at, decreasing=falling),
    )


def inverse_problem(r: Random) -> InverseProblem:
    m = r.randint(1, 2)
    lam, eta = Fraction(r.randint(1, 8), 8), Fraction(r.randint(0, 7), 8)
    return InverseProblem(r.choice(["P1", "P2", "P3"]), lam, eta, m, r.randint(m + 1, m + 3))


def orthogonal(r: Random, m: int) -> tuple[tuple[Fraction, ...], ...]:
    """A rational rotation, or a reflection; the identity for m = 1 or its negative."""
    if m == 1:
        return ((Fraction(r.choice([-1, 1])),),)
    u, v = r.choice([(3, 4), (5, 12), (8, 15)])
    w = Fraction({3: 5, 5: 13, 8: 17}[u])
    return ((u / w, -v / w), (v / w, u / w)) if r.random() < 1 / 2 else ((u / w, v / w), (v / w, -u / w))


def near_segment(r: Random, ends: Sequence[Sequence[Fraction]]) -> list[list[Fraction]]:
    """The ends, a point between (or beyond) them, and points off them by a little."""
    start, stop = ends[0], ends[-1]
    part = r.choice([HALF, Fraction(1, 3), Fraction(-1, 2), Fraction(3, 2)])
    between = [a + part * (b - a) for a, b in zip(start, stop, strict=True)]
    found = [list(start), list(stop), between]
    for _ in range(2):
        moved, j = list(r.choice(found)), r.randrange(len(start))
        moved[j] += r.choice([Fraction(1, 10**6), Fraction(-1, 7)])
        found.append(moved)
    return found


def plan(r: Random, depth: int) -> tuple[Any, ...]:
    """A finite tree: ("return", output), ("diverge",), ("toss", heads, tails), ("query", k, n, least, below, above)."""
    kind = r.choice(["toss", "toss", "query", "query", "query"] if depth else ["return"])
    if depth and r.random() < 1 / 6:
        kind = r.choice(["return", "diverge"])
    if kind == "toss":
        return kind, plan(r, depth - 1), plan(r, depth - 1)
    if kind == "query":
        return kind, r.randrange(2), r.randint(0, 4), rational(r, 1), plan(r, depth - 1), plan(r, depth - 1)
    return (kind, r.randrange(3)) if kind == "return" else (kind,)


def tree(node: tuple[Any, ...]) -> str:
    if node[0] == "return":
        return f"(Probability.Ret {node[1]}%nat)"
    if node[0] == "diverge":
        return "Probability.Diverge"
    if node[0] == "toss":
        return f"(Probability.Toss {tree(node[1])} {tree(node[2])})"
    _, k, n, least, below, above = node
    return (
        f"(Probability.Query {k} {n} (fun v : Q => if Qlt_le_dec v {q(least)} then {tree(below)} else {tree(above)}))"
    )


def follower(node: tuple[Any, ...]) -> Callable[[Problem, Any, Any], Any]:
    """The plan as an algorithm of Python."""

    def algorithm(problem: Problem, oracle: Any, coins: Any) -> Any:
        at = node
        while at[0] in ("toss", "query"):
            at = at[1 + coins.bit()] if at[0] == "toss" else at[4 + (oracle.read(at[1], at[2]) >= at[3])]
        return [at[1]] if at[0] == "return" else None

    return algorithm


def fork_of(r: Random) -> tuple[Any, Family, str]:
    """A fork family of C or D, and its evaluations in Rocq as a function of the index."""
    if r.random() < 1 / 2:
        problem, digits = inverse_problem(r), r.randint(2, 3)
        family = digits_family(problem, digits)
        top = family.problem(Fraction(0)).parameter("strong")
        sizes = f"{problem.m - 1} {problem.columns - 2}"
        return (problem, digits), family, f"(Digits.inverse_evaluation {sizes} (fun _ => 1) (fun _ => 0) {q(top)})"
    m, alpha, y1 = r.randint(1, 2), Fraction(r.randint(1, 12), 6), Fraction(r.randint(1, 12), 6)
    columns = r.randint(m + 2, m + 4)
    family = linear_program_family(r.choice(["1", "2", "inf"]), alpha=alpha, y1=y1, m=m, columns=columns)
    there = f"(LinearPrograms.linear_evaluation {m - 1} {columns - 3} {q(alpha)} {q(y1)})"
    return (alpha, y1, m, columns), family, there


def index(r: Random, family: Family) -> tuple[int, int]:
    branch = r.randint(0, 2)
    return branch, family.first + r.randint(0, 4) if branch else 0


def jump_of_two(r: Random) -> tuple[Any, Family, int, str]:
    """Two numbers, and two within 4^-n: the family, n, and the oracles about both in Rocq."""
    n, limit = r.randint(1, 3), [rational(r, 1), rational(r, 1)]
    member = [x + Fraction(r.randint(-8, 8), 8 * 4**n) for x in limit]
    inputs = [Input(name, values.__getitem__, lambda _: Distance(Fraction(0), None))
              for name, values in (("limit", limit), ("member", member))]  # fmt: skip
    family = Family(JUMP, lambda _: PLAIN, inputs[0], lambda *_: inputs[1], Fraction(1))
    there = f"(fun i : nat => if (i =? 0)%nat then {indexed(limit)} else {indexed(member)})"
    return (limit, member, n), family, n, f"(Computation.jump_information {there})"


def asked(r: Random, evaluations: int, n: int) -> list[tuple[int, int]]:
    """Evaluations and levels: up to n, where the answers are the limit's, just beyond, and far beyond."""
    return [(r.randrange(evaluations), r.choice([r.randint(0, 9), n, n + 1, 2 * n + 12])) for _ in range(6)]
