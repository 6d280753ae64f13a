"""All failing points decided exactly, over a forward pass in floats: at two thresholds, at other sizes, and in memory.

`python bench/decisions.py` prints these alone.  The plain passes decide nothing; ours decides every point.  With the
threshold at 1/2 most random outputs are far from it; with `threshold_at_median` half of them are on either side, and
those of a training set all lie near it.
"""

from __future__ import annotations

import statistics
import tracemalloc
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

import numpy as np
from common import POINTS, Layers, arrays, compare, measured, plain, random_layers, rationals, same, seconds, session

from constructions.instability import failing_set
from constructions.training_sets import double_training_set
from theory.evaluation import DoubleNetwork
from theory.monotone import Monotone, identity, threshold


def failing_sets(g: Monotone) -> None:
    """20,000 points; the preparation of the network from its arrays is part of our time."""
    for sizes, times in (
        ((2, 64, 64, 1), 21), ((10, 64, 64, 64, 64, 1), 21), ((2, 256, 256, 1), 11), ((2, 1024, 1024, 1), 5),
    ):  # fmt: skip
        layers, name = random_layers(*sizes), f"failing_set/{'-'.join(map(str, sizes))}"
        forward, run = plain(layers), session(layers)
        trained_on, labels = arrays(double_training_set(POINTS, dimension=sizes[0]))
        for kind, x in (("", trained_on), ("/random_points", np.random.default_rng(0).random(trained_on.shape))):
            singles, median = x.astype(np.float32), threshold(Fraction(float(np.median(forward(x)))))
            same(layers, x, labels, g, median)
            for at, post in (("", g), ("/threshold_at_median", median)):
                for figure, theirs in (
                    ("numpy_float64", lambda: forward(x)),
                    ("onnxruntime_float32", lambda: run(singles)),
                ):
                    compare(
                        f"{name}{kind}{at}/over_{figure}",
                        lambda: failing_set(DoubleNetwork.of_arrays(layers), x, labels, post),
                        theirs,
                        times,
                    )
        memory(name, layers, trained_on, labels, g)


def memory(name: str, layers: Layers, x: Any, labels: Any, g: Monotone) -> None:
    """Record our peak of allocated memory over that of the plain pass."""
    forward, peaks = plain(layers), []
    for work in (lambda: failing_set(DoubleNetwork.of_arrays(layers), x, labels, g), lambda: forward(x)):
        tracemalloc.start()
        work()
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    measured[f"{name}/memory_over_numpy_float64"] = float(f"{peaks[0] / peaks[1]:.3g}")
    print(f"{name + ' memory':<74}{peaks[0] / 1e6:>9.1f}MB{peaks[1] / 1e6:>9.1f}MB{peaks[0] / peaks[1]:>10.2f}")


def against_exact(g: Monotone) -> None:
    """Per point, on fewer points: integers (python-flint) on 500, Fractions on 20."""
    layers = random_layers(2, 64, 64, 1)
    network, (x, labels) = rationals(layers), arrays(double_training_set(POINTS))
    network.evaluate([(0, 0)])

    def fractions(points: Sequence[Sequence[float]]) -> list[Fraction]:
        found = []
        for point in points:
            state = [Fraction(v) for v in point]
            for number, layer in enumerate(network.layers):
                state = state if number == 0 else [max(v, Fraction(0)) for v in state]
                state = [
                    sum((w * v for w, v in zip(row, state, strict=True)), b)
                    for row, b in zip(layer.weights, layer.bias, strict=True)
                ]
            found.append(state[0])
        return found

    for name, count, evaluate in (("fmpz_mat", 500, network.evaluate), ("fractions", 20, fractions)):
        some = x[:: len(x) // count].tolist()
        assert evaluate(some[:20]) == network.evaluate(some[:20])
        compare(
            f"failing_set/2-64-64-1/over_{name}_on_{count}_points",
            lambda: failing_set(DoubleNetwork.of_arrays(layers), x, labels, g),
            lambda: [g.fails(y, 0) for y in evaluate(some)],
            5,
            count / len(x),
        )


def scaling(g: Monotone) -> None:
    """Points, width and depth: our time over the plain pass at each size, and a million points alone."""
    rng = np.random.default_rng(0)
    cases = [((2, 64, 64, 1), n) for n in (1_000, 100_000)] + [((2, w, w, 1), POINTS) for w in (16, 128, 512)]
    for sizes, count in cases + [((2, *(64,) * depth, 1), POINTS) for depth in (1, 4, 8)]:
        layers, forward = random_layers(*sizes), plain(random_layers(*sizes))
        x, labels = rng.random((count, sizes[0])), np.arange(count) % 2
        same(layers, x, labels, g)
        compare(
            f"scaling/{'-'.join(map(str, sizes))}/{count}_points/over_numpy_float64",
            lambda: failing_set(DoubleNetwork.of_arrays(layers), x, labels, g),
            lambda: forward(x),
            5,
        )
    layers, x, labels = random_layers(2, 256, 256, 1), rng.random((1_000_000, 2)), np.arange(1_000_000) % 2
    same(layers, x, labels, g, every=50)

    def decide() -> list[int]:
        return failing_set(DoubleNetwork.of_arrays(layers), x, labels, g)

    took = statistics.median(seconds(decide) for _ in range(5))
    tracemalloc.start()
    decide()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak + x.nbytes + labels.nbytes < 2e9
    measured["failing_set/2-256-256-1/1000000_points/seconds"] = float(f"{took:.3g}")
    measured["failing_set/2-256-256-1/1000000_points/megabytes"] = round(peak / 1e6)
    print(f"a million points, 2-256-256-1: {took:.1f} s, at most {peak / 1e6:.0f} MB allocated")


def decisions() -> None:
    """Measure the exact failing sets."""
    print(f"{'figure':<74}{'ours':>11}{'theirs':>11}{'ratio':>10}")
    for work in (failing_sets, against_exact, scaling):
        work(identity())


if __name__ == "__main__":
    decisions()
