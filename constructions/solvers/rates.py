"""How often solvers report success far from the only minimiser, by the gap: rates over random problems of one size.

A rate is sampled, and carries an interval. It is like the coin of results C and D, and no instance of them: the doubles
are the input here, and the minimiser is computed; the row "exact" is that reference itself.  Claims no result.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import count as counted
from itertools import islice
from typing import Any

import numpy as np

from constructions.confidence import clopper_pearson
from constructions.exact_minimisers import Minimiser, exact_minimiser
from constructions.solvers.comparing import judged
from constructions.solvers.inputs import SolverInput, near_duplicates
from constructions.solvers.running import Running
from constructions.solvers.solver import KINDS, UNTOLD, Answer, Problem, Solver
from theory.exact import BarriersError, write_rational

__all__ = ["EXACT", "EXPONENTS", "Rate", "Rates", "rates"]

EXPONENTS = tuple(range(4, 49, 4))
"""The gaps are 2**-k."""
ERROR = Fraction(1, 100)
"""All intervals of one table hold at once, but for this probability."""
APART = 10**6
"""Seeds of problems that two seeds of a table have for themselves."""
FAULTS = 3
SIZES = {"LP": "3 x 6", "P2": "4 x 5"}
Drawn = list[tuple[SolverInput, Minimiser]]


def _exactly(problem: Problem) -> Answer:
    return Answer(np.array([float(v) for v in exact_minimiser(problem).x]), True, "exact")


EXACT = Solver("exact", "flint", "python-flint", ("LP", "P1", "P2"), UNTOLD, _exactly)
"""The methods of this project, in rationals; the answer is rounded to doubles."""


@dataclass(frozen=True)
class Rate:
    """One solver at one gap 2**-`exponent`: the verdicts on its answers, and an interval for its rate of misses.

    `within` counts the misses that the documented tolerance of the solver admits, None if none is documented.
    """

    exponent: int
    verdicts: dict[str, int]
    low: Fraction
    high: Fraction
    within: int | None = None

    @property
    def missed(self) -> int:
        """How many answers are claimed to be optimal, and far."""
        return self.verdicts.get("far", 0)

    @property
    def asked(self) -> int:
        """How many problems were asked."""
        return sum(self.verdicts.values())

    @property
    def percent(self) -> str:
        """The rate in percent, rounded; 0 and 100 only where all problems agree, "-" where no answer is claimed."""
        if not any(self.verdicts.get(verdict) for verdict in ("far", "near", "between")):
            return "-"
        if self.missed in (0, self.asked):
            return "100" if self.missed else "0"
        return str(min(99, max(1, round(Fraction(100 * self.missed, self.asked)))))


@dataclass(frozen=True)
class Rates:
    """Rates by solver, in the order of `exponents`; `absent` says why one has none, `packages` has the versions."""

    kind: str
    seed: int
    count: int
    exponents: tuple[int, ...]
    rows: dict[str, list[Rate]]
    absent: dict[str, str]
    packages: dict[str, str]

    @property
    def admitted(self) -> str:
        """How many misses are within the tolerance that their solver documents, in words."""
        told = []
        for name, row in self.rows.items():
            if missed := sum(rate.missed for rate in row):
                within = [rate.within for rate in row if rate.within is not None]
                told.append(f"{name} {sum(within)} of {missed}" if within else f"{name} (none is documented)")
        return f"misses within the tolerance that the solver documents: {', '.join(told) or 'there are none'}"

    @property
    def silent(self) -> str:
        """How many answers claim nothing, or are none, in a line; empty if all claim to be optimal."""
        told = []
        for name, row in self.rows.items():
            others = sum(r.asked - sum(r.verdicts.get(v, 0) for v in ("far", "near", "between")) for r in row)
            told += [f"{name} {others} of {sum(r.asked for r in row)}"] if others else []
        return f"answers that claim nothing, or are none: {', '.join(told)}\n" if told else ""

    @property
    def said(self) -> str:
        """What was counted, and how sure the rates are, in words."""
        widest = max((rate.high - rate.low for row in self.rows.values() for rate in row), default=Fraction(0))
        return (
            f"{self.count} random {KINDS[self.kind]}s of {SIZES[self.kind]} a gap, seed {self.seed}, the same for all"
            " solvers: integers, but one entry, by which two columns differ. A miss: the solver reports success, and is"
            " farther from the only minimiser than a quarter of the way to its rival. Sampled: Clopper-Pearson"
            f" intervals (--json) are at most {round(100 * widest)} points wide, and hold all at once but for a"
            f" probability of {write_rational(ERROR)}, taking the draws for random"
        )

    def as_json(self) -> dict[str, Any]:
        """Return all of it as a JSON object; rationals are texts."""
        rows = {
            name: [
                {"log2_gap": -r.exponent, "missed": r.missed, "asked": r.asked, "within": r.within,
                 "verdicts": r.verdicts, "interval": [write_rational(r.low), write_rational(r.high)]}
                for r in row
            ]
            for name, row in self.rows.items()
        }  # fmt: skip
        return {
            "kind": self.kind, "size": SIZES[self.kind], "seed": self.seed, "count": self.count,
            "error": write_rational(ERROR), "rates": rows, "absent": self.absent,
            "packages": self.packages, "said": self.said,
        }  # fmt: skip


def rates(
    running: Running, solvers: Sequence[Solver], kind: str, *, seed: int = 0, count: int = 50,
    exponents: Sequence[int] = EXPONENTS, told: Callable[[str], object] = id,
) -> Rates:  # fmt: skip
    """Ask solvers, those of `running`, for the minimisers of random LPs or LASSOs whose columns nearly are equal.

    `told` is called with the name of a solver at every gap.  Raises `BarriersError` for other kinds of problems, and
    for a solver that does not take them.

    >>> with Running([EXACT], []) as running:
    ...     found = rates(running, [EXACT], "LP", count=3, exponents=[4, 40])
    >>> [(cell.missed, cell.asked) for cell in found.rows["exact"]]
    [(0, 3), (0, 3)]
    """
    if kind not in SIZES:
        raise BarriersError(f"rates are told of {' and '.join(SIZES)}, got {kind!r:.40}")
    absent = {solver.name: solver.missing for solver in solvers if solver.missing}
    for solver in solvers:
        if kind not in solver.kinds:
            solver.require(kind)
    drawn = {k: _drawn(kind, seed, k, count) for k in exponents}
    cells = max(1, (len(solvers) - len(absent)) * len(exponents))
    rows: dict[str, list[Rate]] = {}
    for place, solver in enumerate(solvers):
        if solver.name not in absent:
            row = _row(running, place, solver, drawn, ERROR / cells, told)
            if isinstance(row, str):
                absent[solver.name] = row
            else:
                rows[solver.name] = row
    packages = {s.name: f"{s.package} {s.version}".strip() for s in solvers if s.name in rows}
    return Rates(kind, seed, count, tuple(exponents), rows, absent, packages)


def _drawn(kind: str, seed: int, exponent: int, count: int) -> Drawn:
    """Return so many problems, with their minimisers."""
    found = near_duplicates(kind, counted(APART * seed), Fraction(1, 2**exponent))
    return [(given, given.truth()) for given in islice(found, count)]


def _row(
    running: Running, place: int, solver: Solver, drawn: dict[int, Drawn], error: Fraction,
    told: Callable[[str], object],
) -> list[Rate] | str:  # fmt: skip
    """Return the rates of a solver, or why it has none."""
    row, faults, asked = [], 0, 0
    for exponent, inputs in drawn.items():
        verdicts: Counter[str] = Counter()
        within = 0 if solver.tolerance.numbers else None
        for given, truth in inputs:
            run = running.run(place, given.problem)
            found = judged(given, solver, run, truth)
            verdicts[found.verdict] += 1
            if within is not None:
                within += found.verdict == "far" and found.within is True
            faults, asked = faults + bool(run.fault), asked + 1
            if faults == asked == FAULTS:
                return f"it answers none of the first {FAULTS} problems: {run.fault}"
        low, high = clopper_pearson(verdicts["far"], len(inputs), error)
        row.append(Rate(exponent, dict(verdicts), low, high, within))
        told(f"{solver.name}, gap 2^-{exponent}")
    return row
