"""Random mathematical objects: rationals, networks, monotone g, lines, training sets."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

import numpy as np
from hypothesis import strategies as st

from constructions.instability import interpolating_network
from constructions.stable_network import sharp_network, sharp_runs, stable_network
from constructions.training_sets import TrainingSet, double_training_set, epsilon, training_set
from theory.monotone import Monotone, affine, constant, identity, sigmoid, steps, threshold
from theory.networks import Layer, ReluNetwork

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
