"""A miss of HiGHS's default, found and made small, beside Hypothesis, which searches and shrinks the same.

`make bench` writes them to bench/results.json with all others; `python bench/misses.py` prints these alone.  Both draw
integer LPs with a nearly duplicate column, solve them exactly, and ask scipy.optimize.linprog; ours in a process of its
own, whose start is counted, and once more in a new one.  A ratio is ours over theirs, the medians over the same seeds,
in turn; smaller is better.
"""

from __future__ import annotations

import json
import statistics
import time
from collections.abc import Callable
from fractions import Fraction
from random import Random
from typing import Any

import numpy as np
from hypothesis import HealthCheck, Phase, find, settings
from hypothesis import strategies as st

from constructions.certificates import canonical
from constructions.convex_problems import LinearProgram
from constructions.exact_minimisers import NoSingleMinimiser, exact_minimiser, squared_distance
from constructions.misses import miss_certificate
from constructions.solvers.drafts import Draft
from constructions.solvers.table import find_solver
from nnbarriers.searching import misses
from proofs_check.kernel import check_bytes

SEEDS = range(5)
FAR = Fraction(1, 4)


def seconds(work: Callable[[], object]) -> float:
    """Return the time of one call."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


@st.composite
def drafts(draw: st.DrawFn) -> Draft:
    """Return integer LPs of one to four rows, one column of which is another but for a power of two in one entry."""
    m = draw(st.integers(1, 4))
    n = draw(st.integers(m + 1, m + 4))
    entries = st.integers(-4, 9)
    matrix = [draw(st.lists(entries, min_size=n, max_size=n)) for _ in range(m)]
    point = draw(st.lists(st.sampled_from([0, 0, 1, 2, 3]), min_size=n, max_size=n))
    right = tuple(sum(a * v for a, v in zip(row, point, strict=True)) for row in matrix)
    twin, i = draw(st.integers(0, n - 1)), draw(st.integers(0, m - 1))
    gap = Fraction(draw(st.sampled_from([-1, 1])), 2 ** draw(st.integers(8, 48)))
    return Draft("LP", tuple((*row, row[twin]) for row in matrix), right, gap=gap, place=(i, n))


def missed(draft: Draft) -> bool:
    """Return whether scipy reports success far from the only minimiser."""
    problem = draft.problem()
    try:
        truth = exact_minimiser(problem)
    except NoSingleMinimiser:
        return False
    answer = find_solver("scipy").solve(problem)
    x = None if answer.x is None else [Fraction(v) for v in answer.x.tolist()]
    return answer.success and x is not None and squared_distance(x, truth.x) >= FAR


def theirs(seed: int) -> Draft:
    """Return what Hypothesis finds."""
    chosen = settings(
        max_examples=2000, database=None, phases=[Phase.generate, Phase.shrink], deadline=None,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    return find(drafts(), missed, settings=chosen, random=Random(seed))


def checked(rows: int, columns: int) -> dict[str, float]:
    """Return the kernel's check of a program of random doubles, over its exact solution from the solver's answer on."""
    random = np.random.default_rng(0)
    matrix, point, cost = random.random((rows, columns)), random.random(columns), random.random(columns)
    program = LinearProgram.of(cost.tolist(), matrix.tolist(), (matrix @ point).tolist())
    answer = find_solver("scipy").solve(program)
    assert answer.x is not None
    near, found = [Fraction(v) for v in answer.x.tolist()], list[Any]()
    solved = seconds(lambda: found.append(exact_minimiser(program, near=near)))
    text = canonical(miss_certificate(found[0], near)).encode()
    check = statistics.median(seconds(lambda: found.append(check_bytes(text))) for _ in range(3))
    assert all(said.verdict == "accepted" for said in found[1:])
    name = f"misses/kernel/{rows}x{columns}"
    return {f"{name}/seconds": float(f"{check:.3g}"), f"{name}/over_exact_solution": float(f"{check / solved:.3g}")}


def numbers() -> dict[str, float]:
    """Return the figures by name."""
    misses("scipy", inputs=1), theirs(99)  # whatever is imported on the way is
    pairs, sizes = [], []
    for seed in SEEDS:
        found: list[Any] = []
        ours = seconds(lambda seed=seed, found=found: found.append(misses("scipy", seed=seed)))  # type: ignore[misc]
        their = seconds(lambda seed=seed, found=found: found.append(theirs(seed)))  # type: ignore[misc]
        assert found[0].verdict == "missed" and missed(found[0].found.miss.draft) and missed(found[1])
        pairs.append((ours, their))
        sizes.append([len(d.matrix) * d.columns for d in (found[0].found.miss.draft, found[1])])
    our, their = (statistics.median(column) for column in zip(*pairs, strict=True))
    mine, others = (statistics.median(column) for column in zip(*sizes, strict=True))
    return {
        "misses/highs/seconds": float(f"{max(a for a, _ in pairs):.3g}"),
        "misses/highs/over_hypothesis": float(f"{our / their:.3g}"),
        "misses/highs/entries_over_hypothesis": float(f"{mine / others:.3g}"),
        **checked(40, 100),
        **checked(200, 400),
    }


if __name__ == "__main__":
    print(json.dumps(numbers(), indent=1))
