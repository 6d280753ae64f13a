"""What exactness costs: the attack as a multiple of a NumPy float64 forward pass; coins enumerated a second; sweeps.

`make bench` writes bench/results.json: figure name -> ratio (ours over theirs, smaller is better); medians.  The
forward pass decides nothing; the attack decides every point at every perturbation of the family, exactly.  A sweep of
400 tasks on two processes, their start included, is compared with the same tasks one after the other in this process.
"""

from __future__ import annotations

import json
import statistics
import time
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import numpy as np

from constructions.certificates import canonical, instability_certificate
from constructions.instability import UniversalPerturbation, failing_set, universal_perturbation
from constructions.trainers.gradient import train_classifier
from constructions.training_sets import double_training_set
from proofs_check.kernel import check_bytes
from proofs_check.sweeps.run import processes, run_tasks
from proofs_check.sweeps.spec import Task
from proofs_check.sweeps.tasks import run_task
from theory.algorithms import Tape, output_distribution
from theory.problems import Problem

REPEATS = 5


def seconds(work: Callable[[], object], times: int = REPEATS, inner: int = 1) -> float:
    """Return the median time of one call."""
    found = []
    for _ in range(times):
        start = time.perf_counter()
        for _ in range(inner):
            work()
        found.append((time.perf_counter() - start) / inner)
    return statistics.median(found)


def measure(points: int, hidden: tuple[int, ...]) -> dict[str, tuple[float, float]]:
    """Return figure name -> (our seconds, NumPy's) for one trained network."""
    data = double_training_set(points)
    trained = train_classifier(data, hidden, seed=0)
    layers = [(np.array(layer.weights, float).T, np.array(layer.bias, float)) for layer in trained.network.layers]
    inputs = np.array([[float(v) for v in point] for point in data.points])

    def forward() -> np.ndarray:
        x = inputs
        for w, b in layers[:-1]:
            x = np.maximum(x @ w + b, 0)
        return x @ layers[-1][0] + layers[-1][1]

    def attack() -> UniversalPerturbation:
        return universal_perturbation(trained.network, data, trained.g)

    def exact_forward() -> tuple[int, ...]:
        return failing_set(trained.network, data.points, data.labels, trained.g)

    certificate = canonical(instability_certificate(attack())).encode()
    assert check_bytes(certificate).verdict == "accepted"
    theirs = seconds(forward, inner=50)
    works = {"attack": attack, "failing_set": exact_forward, "kernel_check": lambda: check_bytes(certificate)}
    name = "-".join(map(str, trained.network.widths))
    of = f"{name}/{points}_points/over_numpy_float64"
    return {f"{figure}/{of}": (seconds(work), theirs) for figure, work in works.items()}


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


def main() -> None:
    """Measure, print a table, write bench/results.json."""
    rate = statistics.median(enumeration() for _ in range(3))
    figures: dict[str, float] = {"enumeration/2^16_paths/paths_per_second": round(rate)}
    print(f"output_distribution: {rate:,.0f} paths a second over 2^16 paths, total weight exactly 1\n")
    print(f"{'figure':<56}{'ours':>10}{'NumPy':>12}{'ratio':>10}")
    for points, hidden in ((500, (8, 8)), (500, (32,)), (500, (64, 64)), (5000, (64, 64))):
        for figure, (ours, theirs) in measure(points, hidden).items():
            figures[figure] = round(ours / theirs, 1)
            print(f"{figure:<56}{ours:>9.4f}s{theirs:>11.6f}s{figures[figure]:>10.1f}")
    ours, theirs = sweep()
    figures["sweep/400_tasks/2_processes/over_serial"] = round(ours / theirs, 3)
    print(f"\na sweep of 400 tasks: {ours:.1f} s on two processes, {theirs:.1f} s in one: ratio {ours / theirs:.2f}")
    text = json.dumps(figures, indent=1, sort_keys=True) + "\n"
    Path(__file__).with_name("results.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
