"""What exactness costs: exact decisions, lines and attacks, side by side with what one would use instead.

`make bench` writes bench/results.json: figure name -> number, and of it the page bench/README.md.  A name with
`over_` is a ratio, ours over theirs, and smaller is better; ours and theirs run in turn, and the ratio is that of
their medians.  Answers are compared before times are: failing sets with exact integers at every point (of a million at
20,000), lines with both others in full.  The plain NumPy pass decides nothing rigorously; ours decides every point.
Weights are random float32 numbers of the usual scale unless a name says trained.  A sweep of 400 tasks on two
processes, their start included, is compared with the same tasks one after the other in this process; once each.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import time
import tracemalloc
from collections.abc import Callable, Sequence
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import table  # bench/table.py
from firenet import numbers as firenets  # bench/firenet.py
from misses import numbers as misses  # bench/misses.py
from trust import numbers as trusts  # bench/trust.py
from verified import numbers as proved  # bench/verified.py

from constructions.certificates import canonical, instability_certificate
from constructions.instability import failing_set, universal_perturbation
from constructions.interchange.onnx_files import onnx_bytes
from constructions.isolation import Isolated
from constructions.trainers.descent import classifier
from constructions.training_runs import train
from constructions.training_sets import TrainingSet, double_training_set
from nnbarriers.sweeps.run import processes, run_tasks
from nnbarriers.sweeps.spec import Task
from nnbarriers.sweeps.tasks import run_task
from proofs_check.kernel import check_bytes
from theory.algorithms import Algorithm, Tape, execute, output_distribution
from theory.evaluation import DoubleNetwork
from theory.lines import restriction
from theory.monotone import Monotone, identity
from theory.networks import ReluNetwork
from theory.piecewise import PiecewiseAffine
from theory.problems import Problem

POINTS = 20_000
Layers = list[tuple[Any, Any]]
measured: dict[str, float] = {}


def seconds(work: Callable[[], object]) -> float:
    """Return the time of one call."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


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
    """Return the forward pass of onnxruntime, in float32; it must say about what NumPy says."""
    import onnxruntime

    model = onnx_bytes(rationals(layers).layers, "benchmark")
    engine = onnxruntime.InferenceSession(model, providers=["CPUExecutionProvider"])
    some = np.random.default_rng(1).random((50, layers[0][0].shape[1])).astype(np.float32)
    assert np.allclose(engine.run(None, {"x": some})[0], plain(layers)(some), atol=1e-3)
    return lambda x: engine.run(None, {"x": x})


def arrays(data: TrainingSet) -> tuple[Any, Any]:
    """Return the points and labels as a user holds them."""
    return np.array([[float(v) for v in point] for point in data.points]), np.array(data.labels, np.int8)


def same(layers: Layers, x: Any, labels: Any, g: Monotone, every: int = 1) -> None:
    """Assert that the failing set is that of exact arithmetic, at all points or at one in so many."""
    network, found = rationals(layers), set(failing_set(DoubleNetwork.of_arrays(layers), x, labels, g))
    which = np.arange(0, len(x), every)
    start = time.perf_counter()
    for part in np.array_split(which, -(-len(which) // 1000)):
        outputs = network.evaluate(x[part].tolist())
        assert [k + 1 in found for k in part.tolist()] == [
            g.fails(y, s) for y, s in zip(outputs, labels[part].tolist(), strict=True)
        ]
    told = f"{len(which):,} of {len(x):,} points, {'-'.join(map(str, network.widths))}"
    print(
        f"the failing set is that of exact integers ({told}; they took {time.perf_counter() - start:.1f} s)", flush=True
    )


def failing_sets(g: Monotone) -> None:
    """20,000 points; the preparation of the network from its arrays is part of our time."""
    for sizes, times in (
        ((2, 64, 64, 1), 21), ((10, 64, 64, 64, 64, 1), 21), ((2, 256, 256, 1), 11), ((2, 1024, 1024, 1), 5),
    ):  # fmt: skip
        layers, forward = random_layers(*sizes), plain(random_layers(*sizes))
        trained_on, labels = arrays(double_training_set(POINTS, dimension=sizes[0]))
        for kind, x in (("", trained_on), ("/random_points", np.random.default_rng(0).random(trained_on.shape))):
            same(layers, x, labels, g)
            name = "-".join(map(str, sizes)) + kind
            compare(
                f"failing_set/{name}/over_numpy_float64",
                lambda: failing_set(DoubleNetwork.of_arrays(layers), x, labels, g),
                lambda: forward(x),
                times,
            )
        run = session(layers)
        compare(
            f"failing_set/{'-'.join(map(str, sizes))}/over_onnxruntime_float32",
            lambda: failing_set(DoubleNetwork.of_arrays(layers), trained_on, labels, g),
            lambda: run(trained_on.astype(np.float32)),
            times,
        )
        memory(f"failing_set/{'-'.join(map(str, sizes))}", layers, trained_on, labels, g)


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


def straightforward(network: ReluNetwork, base: Sequence[int], along: Sequence[int]) -> PiecewiseAffine:
    """The restriction to a line from sums, multiples and rectifications of piecewise-affine functions of Fractions."""
    state = [PiecewiseAffine.affine(v, u) for u, v in zip(base, along, strict=True)]
    for number, layer in enumerate(network.layers):
        state = state if number == 0 else [f.relu() for f in state]
        found = []
        for row, b in zip(layer.weights, layer.bias, strict=True):
            total = PiecewiseAffine.affine(0, b)
            for w, f in zip(row, state, strict=True):
                total += f.scaled(w)
            found.append(total)
        state = found
    return state[0]


def lines() -> None:
    """All breakpoints on one line, exactly."""
    for sizes in ((2, 64, 64, 1), (2, 128, 128, 1), (2, 64, 64, 64, 64, 1)):
        layers, name = random_layers(*sizes), "-".join(map(str, sizes))
        network, form, line = rationals(layers), DoubleNetwork.of_arrays(layers), ([0, 0], [1, 0])
        found = restriction(form, *line)
        assert found == network.along(*line)
        compare(f"lines/{name}/over_integers_alone", lambda: restriction(form, *line), lambda: network.along(*line), 7)
        pieces = len(found.sign_changes) + 1
        each = statistics.median(seconds(lambda: restriction(form, *line)) for _ in range(5)) / pieces
        measured[f"lines/{name}/milliseconds_a_piece"] = float(f"{1000 * each:.3g}")
        print(f"lines/{name}: {pieces} pieces, {1000 * each:.3f} ms a piece")
        if sizes == (2, 64, 64, 1):
            assert straightforward(network, *line) == found.function
            compare(
                f"lines/{name}/over_fractions",
                lambda: restriction(form, *line),
                lambda: straightforward(network, *line),
                5,
            )


def attacks() -> None:
    """Trained networks: the failing set and the attack on their own training set; the kernel's check."""
    for points, hidden in ((500, (8, 8)), (500, (32,)), (500, (64, 64)), (5000, (64, 64))):
        data = double_training_set(points)
        trained = train(classifier, data, hidden, seed=0)
        layers = [
            (np.array([[float(w) for w in row] for row in layer.weights]), np.array([float(b) for b in layer.bias]))
            for layer in trained.network.layers
        ]
        (x, labels), forward = arrays(data), plain(layers)
        name = "-".join(map(str, trained.network.widths)) + f"/trained_{points}_points/over_numpy_float64"
        certificate = canonical(
            instability_certificate(universal_perturbation(trained.network, data, trained.g))
        ).encode()
        assert check_bytes(certificate).verdict == "accepted"
        same(layers, x, labels, trained.g)
        works = {
            "failing_set": lambda: failing_set(DoubleNetwork.of_arrays(layers), x, labels, trained.g),
            "attack": lambda: universal_perturbation(trained.network, data, trained.g),
            "kernel_check": lambda: check_bytes(certificate),
        }
        for figure, work in works.items():
            compare(f"{figure}/{name}", work, lambda: forward(x), 5)


def kernel() -> None:
    """The kernel on 5,000 failing points of a float32 network of widths (2; 64, 64; 1)."""
    found = universal_perturbation(rationals(random_layers(2, 64, 64, 1)), double_training_set(10_000))
    assert len(found.indices) >= 5000
    certificate = canonical(instability_certificate(found)).encode()
    assert check_bytes(certificate).verdict == "accepted"
    took = statistics.median(seconds(lambda: check_bytes(certificate)) for _ in range(5))
    measured["kernel_check/2-64-64-1/5000_failing_points/seconds"] = float(f"{took:.3g}")
    print(f"kernel: {len(found.indices)} failing points of 10,000 in {took:.2f} s")


def sixteen_coins(problem: Problem, oracle: object, tape: Tape) -> list[int]:
    """Toss 16 coins and answer with one number modulo 3."""
    return [tape.integer(16) % 3]


def enumeration() -> float:
    """Return how many of 2**16 coin sequences `output_distribution` enumerates a second; their weights sum to 1."""
    problem = Problem("coins", ("x",), 1, Fraction(0))
    start = time.perf_counter()
    told = output_distribution(sixteen_coins, problem, lambda k, n: Fraction(0), max_bits=16)
    assert sum(told.values()) == 1
    return 2**16 / (time.perf_counter() - start)


def isolation() -> None:
    """Record the microseconds of a run and of a reading, in this process and in one of the algorithm's own."""
    problem = Problem("reading", ("x",), 1, Fraction(0))

    def reading(times: int) -> Algorithm:
        return lambda p, oracle, tape: [sum(oracle.read(0, 9) for _ in range(times))]

    def took(algorithm: Algorithm) -> float:
        def run() -> object:
            return execute(algorithm, problem, lambda k, n: Fraction(0), coins=lambda: 0).output

        assert run() == (0,)
        return 1e6 * statistics.median(seconds(run) for _ in range(101))

    with Isolated(reading(0)) as none, Isolated(reading(100)) as hundred:
        for name, few, many in (("in_process", reading(0), reading(100)), ("isolated", none, hundred)):
            measured[f"isolation/{name}/microseconds_a_run"] = round(least := took(few))
            measured[f"isolation/{name}/microseconds_a_reading"] = float(f"{(took(many) - least) / 100:.2g}")
    for name in (name for name in measured if name.startswith("isolation/")):
        print(f"{name:<74}{measured[name]:>32.4g}")


def sweep() -> tuple[float, float]:
    """Return the seconds that 400 tasks take on two processes and in this one; the results are the same."""
    root = 0
    tasks = [
        Task("A", "adam-numpy", (("points", 60), ("hidden", (6,)), ("dimension", 2)), replicate, root)
        for replicate in range(400)
    ]
    run_task(tasks[0])  # whatever is imported on the way is
    start = time.perf_counter()
    serial = [run_task(task) for task in tasks]
    middle = time.perf_counter()
    parallel = list(run_tasks(tasks, lambda: processes(2), 2))
    end = time.perf_counter()
    assert sorted(record["task"] for record, _ in serial) == sorted(task.name for task in tasks)
    assert sorted(map(canonical, serial)) == sorted(map(canonical, parallel))
    return end - middle, middle - start


EAGER = """
import sys
from importlib import import_module
from nnbarriers.command.main import COMMANDS, main
for name in COMMANDS:
    import_module(f"nnbarriers.command.{name}")
main(sys.argv[1:])
"""
"""What the command once did, whichever was called: load the modules of all subcommands, NumPy and SymPy with them."""


def start_up() -> None:
    """The command as it is over the same command that loads all its subcommands first; a process each."""
    corpus = Path(__file__).parents[1] / "tests" / "certificates" / "good"
    small = min(corpus.glob("*.json"), key=lambda path: path.stat().st_size)
    for figure, words in (("version", ["--version"]), ("check", ["check", str(small)])):
        lazy, eager = (
            lambda start=start, words=words: (
                subprocess.run(
                    [sys.executable, *start, *words], cwd=corpus.parents[2], capture_output=True, check=True
                ).stdout
            )
            for start in (["-m", "nnbarriers"], ["-c", EAGER])
        )
        assert lazy() == eager() != b""
        compare(f"command/{figure}/over_loading_every_subcommand", lazy, eager)


def sweeping() -> None:
    """Measure a sweep on two processes, over the same tasks in one."""
    ours, theirs = sweep()
    measured["sweep/400_tasks/2_processes/over_serial"] = round(ours / theirs, 3)
    print(f"a sweep of 400 tasks: {ours:.1f} s on two processes, {theirs:.1f} s in one: ratio {ours / theirs:.2f}")


def coins() -> None:
    """Measure how many paths of coins are enumerated in a second."""
    rate = statistics.median(enumeration() for _ in range(5))
    measured["enumeration/2^16_paths/paths_per_second"] = round(rate)
    print(f"output_distribution: {rate:,.0f} paths a second over 2^16 paths, total weight exactly 1\n")


def decisions() -> None:
    """Measure the exact failing sets."""
    print(f"{'figure':<74}{'ours':>11}{'theirs':>11}{'ratio':>10}")
    for work in (failing_sets, against_exact, scaling):
        work(identity())


# The sweep comes first, as long as nothing in this process makes its turn slower than it need be.
OWN: tuple[Callable[[], None], ...] = (sweeping, coins, isolation, decisions, lines, attacks, kernel, start_up)
BESIDE: tuple[Callable[[], dict[str, float]], ...] = (firenets, misses, trusts, proved)
"""What is measured in this file, and what in the files beside it."""


def main() -> None:
    """Measure, print a table, write bench/results.json."""
    for work in OWN:
        work()
    for numbers in BESIDE:
        for name, value in numbers().items():
            measured[name] = value
            print(f"{name:<74}{value:>32.4g}", flush=True)
    text = json.dumps(measured, indent=1, sort_keys=True) + "\n"
    Path(__file__).with_name("results.json").write_text(text, encoding="utf-8")
    table.main()


if __name__ == "__main__":
    main()
