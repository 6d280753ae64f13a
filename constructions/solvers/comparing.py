"""Solvers on inputs whose only minimiser is known: distance, excess and violation of their answers, all exact.

An answer that is far and within the tolerances that its solver documents is no bug: the tolerances bound the objective
and the violation of constraints, never the distance from a minimiser.  Claims no result.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from constructions.convex_problems import Enclosure
from constructions.exact_minimisers import Minimiser, NoSingleMinimiser, excess, squared_distance
from constructions.solvers.inputs import SolverInput
from constructions.solvers.running import Run, Running
from constructions.solvers.solver import Solver
from theory.exact import write_rational

__all__ = ["WITHIN", "SolverRow", "compare", "judged", "most_missed"]

NEAR, LONGEST = 625, 500
"""What parts far from near, for squares; so many characters of what is said are quoted in a certificate."""
WITHIN = {None: "not decided", True: "yes", False: "no"}
"""What `SolverRow.within` says, where a tolerance is documented."""


@dataclass(frozen=True)
class SolverRow:
    """One solver on one input: what it said, and exactly how far its answer is.

    `distance` is squared; `excess`, the objective less the value, and `violation` are enclosures, exact where no square
    root is taken.  `within` says whether the documented tolerances admit the answer, None where none is documented.
    `refused` says why the input has no minimiser to compare with; `missing` what installs the library.
    """

    input: SolverInput
    solver: Solver
    run: Run
    distance: Fraction | None = None
    excess: Enclosure | None = None
    violation: Enclosure | None = None
    within: bool | None = None
    refused: str = ""
    missing: str = ""

    @property
    def verdict(self) -> str:
        """What the row shows, in a word or two: far and near are said of answers that are claimed to be optimal."""
        if self.missing:
            return "not installed"
        if self.run.fault:
            return "fault"
        if not self.run.success:
            return "no claim"
        if self.distance is None:
            return "no comparison" if self.refused else "no answer"
        if self.distance >= self.input.far:
            return "far"
        return "near" if self.distance * NEAR <= self.input.far else "between"

    @property
    def spoken(self) -> str:
        """What the solver said, and its first warning."""
        return self.run.said + (f" (warned: {self.run.warned[0]})" if self.run.warned else "")

    @property
    def version(self) -> str:
        """Return package and version, and the solver inside where it tells its own."""
        told = " ".join(filter(None, (self.solver.package, self.solver.version)))
        return f"{told} ({self.run.inside})" if self.run.inside else told

    @property
    def provenance(self) -> dict[str, str]:
        """Who answered, and what was said, for a certificate: quoted, not checked."""
        solver, gap = self.solver, self.run.gap
        told = {
            "solver": solver.name,
            "version": self.version,
            "options": solver.options,
            "input": self.input.name,
            "status": self.spoken,
            "gap": "none told" if gap is None else repr(float(gap)),
            "tolerance": solver.tolerance.said,
            "within documented tolerance": WITHIN[self.within] if solver.tolerance.numbers else "none is documented",
        }
        return {name: ascii(text)[1:-1][:LONGEST] for name, text in told.items()}

    def as_json(self) -> dict[str, Any]:
        """Return the row as a JSON object; rationals are texts, enclosures lists of two."""

        def ends(pair: Enclosure | None) -> list[str] | None:
            return pair and [write_rational(v) for v in pair]

        run = self.run
        return {
            "input": self.input.name,
            "solver": self.solver.name,
            "package": self.solver.package,
            "version": self.solver.version,
            "inside": run.inside,
            "options": self.solver.options,
            "said": run.said,
            "success": run.success,
            "gap": None if run.gap is None else write_rational(run.gap),
            "x": run.x and [write_rational(v) for v in run.x],
            "squared_distance": None if self.distance is None else write_rational(self.distance),
            "excess": ends(self.excess),
            "violation": ends(self.violation),
            "tolerance": self.solver.tolerance.said,
            "within_documented_tolerance": self.within,
            "verdict": self.verdict,
            "fault": run.fault,
            "warned": list(run.warned),
            "printed_bytes": run.printed,
            "refused": self.refused,
            "missing": self.missing,
        }


def judged(given: SolverInput, solver: Solver, run: Run, truth: Minimiser | str) -> SolverRow:
    """Compare an answer with the only minimiser, if there is one."""
    if isinstance(truth, str) or run.x is None:
        return SolverRow(given, solver, run, refused=truth if isinstance(truth, str) else "")
    above, violation = excess(truth, run.x), given.problem.violation(run.x)
    within = solver.tolerance.admits(truth, run.x, violation[0], above[0])
    return SolverRow(given, solver, run, squared_distance(run.x, truth.x), above, violation, within)


def _truth(given: SolverInput) -> Minimiser | str:
    try:
        return given.truth()
    except NoSingleMinimiser as refused:
        return f"{refused.why}: {refused}"


def compare(
    inputs: Sequence[SolverInput], solvers: Iterable[Solver], *, seconds: int = 30, megabytes: int = 4096
) -> Iterator[SolverRow]:
    """Return a row for every input and every solver that takes problems of its kind, solver by solver.

    `seconds` and `megabytes` bound one solve; a library that is missing gives rows that say so.  The process of the
    solvers starts at once, so that a host may have threads when it asks for the first row.

    >>> from constructions.solvers.inputs import find_input
    >>> from constructions.solvers.table import find_solver
    >>> [row.verdict for row in compare([find_input("value")], [find_solver("scipy")])]
    ['far']
    """
    listed = list(solvers)
    running = Running(listed, [given.problem for given in inputs], seconds=seconds, megabytes=megabytes).start()
    return _rows(inputs, listed, running)


def _rows(inputs: Sequence[SolverInput], solvers: Sequence[Solver], running: Running) -> Iterator[SolverRow]:
    truths = [_truth(given) for given in inputs]
    with running:
        for i, solver in enumerate(solvers):
            absent = solver.missing
            for j, given in enumerate(inputs):
                if given.problem.kind not in solver.kinds:
                    continue
                if absent:
                    yield SolverRow(given, solver, Run(), missing=absent)
                else:
                    yield judged(given, solver, running.run(i, j), truths[j])


def most_missed(
    inputs: Sequence[SolverInput], solvers: Sequence[Solver], told: Callable[[SolverRow], object] = id
) -> tuple[SolverInput, int]:
    """Return the input on which the most solvers claim success and are far, the first of them, and their number.

    `told` is called with every row.

    >>> from constructions.solvers.inputs import near_duplicates
    >>> from constructions.solvers.table import find_solver
    >>> found, count = most_missed(list(near_duplicates("LP", range(206, 208))), [find_solver("scipy")])
    >>> found.name, count
    ('lp-207', 1)
    """
    counts = dict.fromkeys((given.name for given in inputs), 0)
    for row in compare(inputs, solvers):
        told(row)
        counts[row.input.name] += row.verdict == "far"
    best = max(inputs, key=lambda given: counts[given.name])
    return best, counts[best.name]
