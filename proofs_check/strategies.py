"""Strategies of Hypothesis, for these tests and for yours: networks, monotone g, training sets, families, algorithms.

`docs/strategies.md` shows how to test an algorithm or an attack of one's own against them.  `plans` are adaptive
decision trees over coins and readings; `algorithm_of` makes an algorithm of one.  Nothing here proves anything: a
property that survives has met no counterexample.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from typing import Any

import numpy as np
from hypothesis import strategies as st

from constructions.instability import interpolating_network
from constructions.inverse_problems import InverseProblem, digits_family
from constructions.linear_programs import linear_program_family
from constructions.minimisers import minimiser_family
from constructions.stable_network import sharp_network, sharp_runs, stable_network
from constructions.trainers import simple
from constructions.training_sets import TrainingSet, double_training_set, epsilon, training_set
from theory.algorithms import Oracle, Tape
from theory.costs import COSTS
from theory.families import Family
from theory.layers import Layer
from theory.monotone import Monotone, affine, constant, identity, sigmoid, steps, threshold
from theory.networks import ReluNetwork
from theory.problems import Problem

__all__ = [
    "algorithm_of",
    "forks",
    "jumps",
    "monotones",
    "networks",
    "networks_for",
    "parameters",
    "plans",
    "rationals",
    "training_sets",
    "widths",
]

HALF = Fraction(1, 2)

small = st.fractions(-3, 3, max_denominator=8)
integers = st.integers(-4, 4).map(Fraction)
huge = st.builds(lambda m, e: m * Fraction(2) ** e, st.integers(-9, 9), st.integers(20, 200))
tiny = huge.map(lambda v: 1 / v if v else Fraction(0))
float64 = st.floats(-1e3, 1e3).map(Fraction)
float32 = st.floats(-1e3, 1e3, width=32).map(lambda v: Fraction(float(np.float32(v))))
wild_float = st.floats(allow_nan=False, allow_infinity=False).map(Fraction)
rationals = st.one_of(small, integers, huge, tiny, float64)
parameters = st.one_of(st.fractions(HALF, 1, max_denominator=50), st.sampled_from([HALF, Fraction(1)]))
unit_open = st.fractions(-1, 1, max_denominator=1000).filter(lambda t: -1 < t < 1)


@st.composite
def widths(draw: st.DrawFn, dimension: int | None = None, depth: int = 3, width: int = 4) -> tuple[int, ...]:
    """Widths (d, N_1, …, N_{L-1}, 1) with up to `depth` hidden layers."""
    first = dimension or draw(st.integers(1, 4))
    return (first, *draw(st.lists(st.integers(1, width), min_size=1, max_size=depth)), 1)


@st.composite
def networks(draw: st.DrawFn, dimension: int | None = None, depth: int = 3, width: int = 4) -> ReluNetwork:
    """Networks of all kinds of weights, also mixed; with zero layers and dead neurons thrown in."""
    sizes = draw(widths(dimension, depth, width))
    weights = draw(st.sampled_from([small, integers, rationals, float32, float64, st.one_of(huge, tiny), wild_float]))
    layers = []
    for inputs, outputs in pairwise(sizes):
        rows = [tuple(draw(weights) for _ in range(inputs)) for _ in range(outputs)]
        bias = [draw(weights) for _ in range(outputs)]
        fate = draw(st.sampled_from(["alive"] * 6 + ["zero layer", "dead neuron", "twin neurons"]))
        if fate == "zero layer":
            rows, bias = [(Fraction(0),) * inputs] * outputs, [Fraction(0)] * outputs
        elif fate == "dead neuron":
            rows[0], bias[0] = (Fraction(0),) * inputs, Fraction(-1)
        elif fate == "twin neurons":
            rows, bias = [rows[0]] * outputs, [bias[0]] * outputs
        layers.append(Layer(tuple(rows), tuple(bias)))
    return ReluNetwork(tuple(layers))


@st.composite
def monotones(draw: st.DrawFn) -> Monotone:
    """Monotone g of every kind, increasing, decreasing and constant."""
    kind = draw(st.sampled_from(["identity", "affine", "constant", "threshold", "sigmoid", "steps"]))
    if kind == "identity":
        return identity()
    if kind == "affine":
        return affine(draw(small), draw(small))
    if kind == "constant":
        return constant(draw(small))
    if kind == "threshold":
        return threshold(draw(small), one_at_jump=draw(st.booleans()), decreasing=draw(st.booleans()))
    if kind == "sigmoid":
        return sigmoid(draw(small))
    return steps(*draw(step_functions()))


@st.composite
def step_functions(draw: st.DrawFn) -> tuple[list[Fraction], list[Fraction]]:
    """Jumps and values of a monotone step function; 1/2 itself is a frequent value."""
    jumps = sorted(draw(st.sets(small, max_size=4)))
    value = st.one_of(st.sampled_from([Fraction(0), HALF, Fraction(1)]), small)
    values = sorted(draw(st.lists(value, min_size=2 * len(jumps) + 1, max_size=2 * len(jumps) + 1)))
    return jumps, values[::-1] if draw(st.booleans()) else values


@st.composite
def training_sets(
    draw: st.DrawFn, min_points: int = 1, max_points: int = 24, dimension: int | None = None
) -> TrainingSet:
    """D_delta, exact or in double precision, for any admissible a, delta and d."""
    n, a = draw(st.integers(min_points, max_points)), draw(parameters)
    d = dimension or draw(st.integers(2, 4))
    if draw(st.booleans()):
        return double_training_set(n, a, dimension=d)
    part = draw(st.one_of(st.just(Fraction(1)), st.fractions(Fraction(1, 1000), 1, max_denominator=1000)))
    return training_set(n, a, delta=epsilon(n) * part, dimension=d)


@st.composite
def networks_for(draw: st.DrawFn, data: TrainingSet) -> ReluNetwork:
    """Networks that a theorem about `data` must survive: arbitrary, accurate, nearly accurate, stable, sharp."""
    d, n = data.dimension, len(data)
    kind = draw(st.sampled_from(["any", "accurate", "nearly", "stable", "sharp"]))
    if kind == "any":
        return draw(networks(d))
    if kind == "stable" and n >= 2:
        return stable_network(data)
    if kind == "sharp":
        width = draw(st.integers(3, 6))
        return sharp_network(sharp_runs(n, width), width, data.a, dimension=d)
    network = interpolating_network(draw(widths(d)), data.delta)
    if kind == "nearly":
        change = draw(st.sampled_from([tiny, small]))
        first, *rest = network.layers
        rows = tuple(tuple(w if w else draw(change) for w in row) for row in first.weights)
        network = ReluNetwork((Layer(rows, tuple(draw(change) for _ in first.bias)), *rest))
    return network


leaves = st.one_of(
    st.tuples(
        st.just("answer"), st.sampled_from([0, 1]), st.sampled_from([Fraction(0), Fraction(1, 50), Fraction(1, 9)])
    ),
    st.tuples(st.just("vector"), st.lists(st.fractions(-1, 1, max_denominator=8), min_size=12, max_size=12)),
    st.just(("diverge",)),
    st.just(("give up",)),
)
plans = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.tuples(st.just("flip"), inner, inner),
        st.tuples(st.just("read"), st.integers(0, 50), st.integers(0, 12), inner, inner),
        st.tuples(st.just("loop"), st.integers(0, 50), inner, inner),
    ),
    max_leaves=10,
)


def algorithm_of(plan: Any) -> Any:
    """The algorithm that follows a plan; a read compares with one a level coarser, a loop reads until that changes."""

    def algorithm(problem: Problem, oracle: Oracle, tape: Tape) -> Any:
        node, count = plan, len(problem.evaluations)
        while node[0] in ("flip", "read", "loop"):
            if node[0] == "flip":
                node = node[1 + tape.bit()]
                continue
            k, level = node[1] % count, node[2] if node[0] == "read" else 0
            if node[0] == "read":
                node = node[3 + (oracle.read(k, level + 1) > oracle.read(k, level))]
            else:
                level = 1
                while tape.bit() or oracle.read(k, level) == oracle.read(k, level - 1):
                    level += 1
                node = node[2 + level % 2]
        return answer(node, problem, oracle)

    return algorithm


def answer(leaf: Any, problem: Problem, oracle: Oracle) -> Any:
    """What a plan ends with: one of the candidates moved a little, a random vector, reading for ever, or giving up."""
    if leaf[0] == "answer":
        return [v + leaf[2] for v in simple.candidates(problem)[leaf[1]]]
    if leaf[0] == "vector":
        return (leaf[1] * problem.outputs)[: problem.outputs]
    level = 0
    while leaf[0] == "diverge":
        level += 1
        oracle.read(0, level)
    return None


@st.composite
def jumps(draw: st.DrawFn) -> tuple[Family, Fraction]:
    """A jump family of B and an accuracy below kappa/2: any small widths, any a, costs with and without tolerance."""
    hidden = draw(st.lists(st.integers(1, 2), min_size=1, max_size=2))
    sizes = (draw(st.integers(2, 3)), *hidden, 1)
    cost = draw(st.sampled_from(["sup", "sum-square", "mean-absolute", "wrong-count"]))
    eps = Fraction(0) if cost == "sup" else draw(st.fractions(Fraction(1, 50), Fraction(2, 5), max_denominator=50))
    family = minimiser_family(sizes, draw(parameters), cost=COSTS[cost], eps=eps)
    return family, family.kappa * draw(st.fractions(0, Fraction(49, 100), max_denominator=100))


@st.composite
def forks(draw: st.DrawFn) -> tuple[Family, Fraction]:
    """A fork family of C or D, perhaps hidden by an orthogonal matrix, and an accuracy below kappa/2."""
    if draw(st.booleans()):
        norm, m = draw(st.sampled_from(["1", "2", "inf"])), draw(st.integers(1, 2))
        alpha, y1 = draw(st.fractions(1, 5, max_denominator=3)), draw(st.fractions(1, 5, max_denominator=3))
        return linear_program_family(norm, alpha=alpha, y1=y1, m=m, columns=4), y1 / alpha * Fraction(49, 100)
    m = draw(st.integers(1, 2))
    q = (
        draw(st.sampled_from([None, ((Fraction(3, 5), Fraction(4, 5)), (Fraction(-4, 5), Fraction(3, 5)))]))
        if m == 2
        else None
    )
    lam, eta = (
        draw(st.sampled_from([Fraction(1), Fraction(1, 3)])),
        draw(st.sampled_from([Fraction(0), Fraction(9, 10)])),
    )
    problem = InverseProblem(draw(st.sampled_from(["P1", "P2", "P3"])), lam, eta, m, m + 1, q)
    digits = draw(st.integers(2, 4))
    return digits_family(problem, digits), Fraction(1, 10**digits)
