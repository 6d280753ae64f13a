"""What exactness costs: exact decisions, lines and attacks, side by side with what one would use instead.

`make bench` writes bench/results.json: figure name -> number, and of it the page bench/README.md.  A name with
`over_` is a ratio, ours over theirs, and smaller is better; ours and theirs run in turn, and the ratio is that of
their medians.  A sweep of 400 tasks on two processes, their start included, is compared with the same tasks one after
the other in this process; once each.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import table  # bench/table.py
from common import compare, measured, seconds  # bench/common.py
from decisions import decisions  # bench/decisions.py
from firenet import numbers as firenets  # bench/firenet.py
from growth import growth  # bench/growth.py
from misses import numbers as misses  # bench/misses.py
from pieces import attacks, kernel, large, lines  # bench/pieces.py
from trust import numbers as trusts  # bench/trust.py
from verified import numbers as proved  # bench/verified.py

from constructions.certificates import canonical
from constructions.isolation import Isolated
from nnbarriers.sweeps.run import processes, run_tasks
from nnbarriers.sweeps.spec import Task
from nnbarriers.sweeps.tasks import run_task
from theory.algorithms import Algorithm, Tape, execute, output_distribution
from theory.problems import Problem


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


# The sweep comes first, as long as nothing in this process makes its turn slower than it need be.
OWN: tuple[Callable[[], None], ...] = (
    sweeping,
    coins,
    isolation,
    decisions,
    lines,
    attacks,
    kernel,
    large,
    growth,
    start_up,
)
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
