"""Other people's solvers on inputs whose only minimiser is known: what they say, and exactly how far they are.

The doubles of an input are the input, so that everything is decidable and the minimiser stands beside each answer: rows
are facts about solvers and their tolerances, no instances of C, D or X.  An answer that a documented tolerance admits
is called that.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

from constructions.convex_problems import Enclosure
from constructions.misses import miss_certificate
from constructions.solvers.comparing import WITHIN, SolverRow, compare
from constructions.solvers.inputs import INPUTS, TABLES
from constructions.solvers.own import own_solver
from constructions.solvers.solver import KINDS, Solver
from constructions.solvers.table import SOLVERS, find_solver
from nnbarriers.demonstrations.rows import Demonstration, certified
from nnbarriers.loading import load_object
from nnbarriers.wording import short
from theory.exact import BarriersError, sqrt_enclosure

__all__ = ["Asked", "ask", "few", "first", "named_solvers", "plain", "questions", "tolerated"]

BITS, SECONDS = 80, 60
"""The bits of a root that is shown; the limit for one answer."""
RESULT = "M"
"""The result of the registry that rows belong to."""


@dataclass(frozen=True)
class Asked:
    """What came of one solver and one input, and the row that tells it."""

    found: SolverRow
    row: Demonstration


def named_solvers(names: str, tables: Sequence[str]) -> list[Solver]:
    """Return the solvers of a comma-separated list, "all" for ours, MODULE:FUNCTION for one's own.

    Of "all" a library may be missing.  Raises `BarriersError` for an unknown name, for a library that is missing, and
    if none of the solvers takes a problem of a table.
    """
    named = [name.strip() for name in names.split(",")]
    listed = [name for name in dict.fromkeys((*(SOLVERS if "all" in named else ()), *named)) if name != "all"]
    solvers = [_named(name, required=name in named) for name in listed]
    for table in tables:
        kinds = list(dict.fromkeys(INPUTS[name]().problem.kind for name in TABLES[table]))
        if not any(kind in solver.kinds for solver in solvers for kind in kinds):
            told = ", ".join(
                f"{solver.name} takes {', '.join(map(KINDS.__getitem__, solver.kinds))}" for solver in solvers
            )
            raise BarriersError(f"{table} asks for {', '.join(map(KINDS.__getitem__, kinds))}: {told}")
    return solvers


def _named(name: str, *, required: bool) -> Solver:
    solver = own_solver(name, load_object(name, "a solver")) if ":" in name else find_solver(name)
    if required and solver.missing:
        raise BarriersError(f"{name}: {solver.missing}")
    return solver


def questions(tables: Sequence[str], solvers: Sequence[Solver]) -> list[str]:
    """Return the names of the rows of the tables, in the order in which they are asked."""
    inputs = [(name, INPUTS[name]().problem.kind) for table in tables for name in TABLES[table]]
    return [f"{solver.name}: {name}" for solver in solvers for name, kind in inputs if kind in solver.kinds]


def ask(tables: Sequence[str], solvers: Sequence[Solver], folder: Path) -> Iterator[Asked]:
    """Return a row for every input of the tables and every solver that takes it, solver by solver.

    The process in which solvers run starts at once.
    """
    inputs = [INPUTS[name]() for table in tables for name in TABLES[table]]
    asked = compare(inputs, solvers, seconds=SECONDS)
    return (Asked(found, _row(found, folder)) for found in asked)


def _row(found: SolverRow, folder: Path) -> Demonstration:
    """Return the row of an answer, certified if the solver calls it optimal; it claims nothing else."""
    solver, numbers = found.solver, found.as_json()
    instance = " ".join(filter(None, (solver.name, solver.version))) + f", {found.input.name}"
    if found.missing:
        return Demonstration(RESULT, instance, found.missing, "-", "not run", numbers=numbers)
    if found.distance is None or not found.run.success:
        verdict = {"near": "no claim", "far": "no claim", "between": "no claim"}.get(found.verdict, found.verdict)
        return Demonstration(RESULT, instance, unclaimed(found), "-", verdict, numbers=numbers)
    name = re.sub(r"[^A-Za-z0-9]+", "-", f"{found.input.name} {solver.name}")[:80]
    if SOLVERS.get(solver.name) is not solver:  # two names of one's own may be the same without their signs
        name += f"-{hashlib.sha256(solver.name.encode(errors='replace')).hexdigest()[:8]}"
    return _with(_certified(found, instance, folder / f"miss-{name}.json"), numbers)


def _with(row: Demonstration, numbers: dict[str, Any]) -> Demonstration:
    return Demonstration(**{**vars(row), "numbers": numbers})


def _certified(found: SolverRow, instance: str, path: Path) -> Demonstration:
    """Certify an answer, far or right, with what its solver says as provenance (M)."""
    assert found.run.x is not None
    certificate = miss_certificate(found.input.truth(), found.run.x, provenance=found.provenance)
    return certified(RESULT, instance, claimed(found), certificate, path)


def unclaimed(found: SolverRow) -> str:
    """Say why a row claims nothing."""
    if found.run.fault:
        return f"no answer: {found.run.fault}"
    what = "calls an answer optimal, and gives none" if found.run.success else "calls no answer optimal"
    return f"{what}: it says {quoted(found)}"


def claimed(found: SolverRow) -> str:
    """Tell of an answer that its solver calls optimal: argmin and value apart, each beside what is documented."""
    gap = "" if found.run.gap is None else f", its own gap {few(found.run.gap)}"
    documented = {
        None: found.solver.tolerance.said
        + (": that does not decide whether it admits such an answer" if found.solver.tolerance.numbers else ""),
        True: f"within what it documents: {found.solver.tolerance.said}",
        False: f"not within what it documents: {found.solver.tolerance.said}",
    }
    return (
        f"called optimal ({quoted(found)}{gap}); argmin {plain(found)} from the only minimiser, {found.verdict};"
        f" value off by {few(first(found.excess))}, constraints by {few(first(found.violation))};"
        f" {documented[found.within]}"
    )


def quoted(found: SolverRow) -> str:
    """Return the same as a quotation."""
    return f"“{told}”" if (told := found.spoken) else "without a word"


def few(value: Fraction | None) -> str:
    """Return a number to two digits, for people.

    >>> few(Fraction(-7, 8)), few(Fraction(1, 2**40)), few(None)
    ('-0.875', '9.1e-13', '')
    """
    if value is None:
        return ""
    if abs(value) >= 10**6:
        return short(value)
    return "0" if not value else f"{float(value):.1e}" if abs(value) < Fraction(1, 100) else f"{float(value):.3f}"


def first(pair: Enclosure | None) -> Fraction | None:
    """Return the lower end of an enclosure, if there is one."""
    return None if pair is None else pair[0]


def plain(found: SolverRow) -> str:
    """Return the distance from the only minimiser, whose square is exact."""
    return "" if found.distance is None else few(sqrt_enclosure(found.distance, BITS)[0])


def tolerated(found: SolverRow) -> str:
    """Return whether the answer is within the documented tolerance, and its numbers."""
    numbers = found.solver.tolerance.numbers
    if not numbers:
        return "none documented"
    claimed_to_be = found.run.success and found.distance is not None
    return f"{WITHIN[found.within]}, {numbers}" if claimed_to_be else numbers
