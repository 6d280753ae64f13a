"""What the benchmarks share: figures, times in turn, random networks, and answers compared with exact integers.

Answers are compared before times are: failing sets with exact integers at every point (of a million at 20,000), lines
with both others in full.  Weights are random float32 numbers of the usual scale unless a name says trained.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import numpy as np

from constructions.instability import failing_set
from constructions.interchange.onnx_files import onnx_bytes
from constructions.training_sets import TrainingSet
from theory.evaluation import DoubleNetwork
from theory.monotone import Monotone
from theory.networks import ReluNetwork

POINTS = 20_000
Layers = list[tuple[Any, Any]]
measured: dict[str, float] = {}


def seconds(work: Callable[[], object]) -> float:
    """Return the time of one call."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def record(name: str, value: float, unit: str = "") -> None:
    """Record a figure, to three digits, and print it."""
    measured[name] = float(f"{value:.3g}")
    print(f"{name:<74}{measured[name]:>32.4g} {unit}".rstrip(), flush=True)


def median_seconds(work: Callable[[], object], times: int = 5) -> float:
    """Return the median time of some calls."""
    return statistics.median(seconds(work) for _ in range(times))


def compare(
    name: str, ours: Callable[[], object], theirs: Callable[[], object], times: int = 9, per: float = 1
) -> None:
    """Record the ratio of the medians of calls in turn, times `per`, and print it with its quartiles."""
    ours(), theirs()
    pairs = [(seconds(ours), seconds(theirs)) for _ in range(times)]
    our, their = (statistics.median(column) for column in zip(*pairs, strict=True))
    quarter, _, three = statistics.quantiles([per * a / b for a, b in pairs])
    measured[name] = float(f"{per * our / their:.3g}")
    print(
        f"{name:<74}{our:>10.4f}s{their:>10.4f}s{measured[name]:>10}   quartiles {quarter:.2g} to {three:.2g}",
        flush=True,
    )


def random_layers(*sizes: int) -> Layers:
    """Return float32 weights and biases, uniform on +-1/sqrt(inputs)."""
    rng = np.random.default_rng(sizes)
    return [
        tuple(rng.uniform(-1, 1, shape).astype(np.float32) / np.float32(i**0.5) for shape in ((o, i), (o,)))
        for i, o in pairwise(sizes)
    ]


def rationals(layers: Layers) -> ReluNetwork:
    """Return the same network with its weights as rationals."""
    return ReluNetwork.of([(w.tolist(), b.tolist()) for w, b in layers])


def plain(layers: Layers) -> Callable[[Any], Any]:
    """Return the forward pass that one writes, in float64."""
    doubles = [(np.asarray(w, float), np.asarray(b, float)) for w, b in layers]

    def forward(x: Any) -> Any:
        for w, b in doubles[:-1]:
            x = np.maximum(x @ w.T + b, 0)
        return x @ doubles[-1][0].T + doubles[-1][1]

    return forward


def session(layers: Layers) -> Callable[[Any], Any]:
    """Return the forward pass of onnxruntime, in float32; it must say about what NumPy says.

    Its threads do not spin between calls: in turn with others, they would take the cores from what runs after them.
    """
    import onnxruntime

    model, options = onnx_bytes(rationals(layers).layers, "benchmark"), onnxruntime.SessionOptions()
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    engine = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
    some = np.random.default_rng(1).random((50, layers[0][0].shape[1])).astype(np.float32)
    assert np.allclose(engine.run(None, {"x": some})[0], plain(layers)(some), atol=1e-3)
    return lambda x: engine.run(None, {"x": x})


def arrays(data: TrainingSet) -> tuple[Any, Any]:
    """Return the points and labels as a user holds them."""
    return np.array([[float(v) for v in point] for point in data.points]), np.array(data.labels, np.int8)


def same(layers: Layers, x: Any, labels: Any, *decisions: Monotone, every: int = 1) -> None:
    """Assert that the failing sets are those of exact arithmetic, at all points or at one in so many."""
    network, form = rationals(layers), DoubleNetwork.of_arrays(layers)
    found = [(g, set(failing_set(form, x, labels, g))) for g in decisions]
    which = np.arange(0, len(x), every)
    start = time.perf_counter()
    for part in np.array_split(which, -(-len(which) // 1000)):
        outputs, names = network.evaluate(x[part].tolist()), labels[part].tolist()
        for g, failing in found:
            exact = [g.fails(y, s) for y, s in zip(outputs, names, strict=True)]
            assert [k + 1 in failing for k in part.tolist()] == exact
    told = f"{len(which):,} of {len(x):,} points, {'-'.join(map(str, network.widths))}"
    print(
        f"the failing set is that of exact integers ({told}; they took {time.perf_counter() - start:.1f} s)", flush=True
    )
