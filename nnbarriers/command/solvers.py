"""The command `barriers solvers`: other people's solvers on inputs whose only minimiser is known exactly, as tables."""

from __future__ import annotations

from fractions import Fraction

import click
from rich.table import Table
from rich.text import Text

from constructions.convex_problems import Enclosure
from constructions.solvers.comparing import SolverRow, compare
from constructions.solvers.inputs import INPUTS, SolverInput, find_input
from constructions.solvers.solver import KINDS
from constructions.solvers.table import SOLVERS, find_solver
from nnbarriers.command.console import JSON, err, exit_codes, out, progress, tell
from theory.exact import sqrt_enclosure

COLOURS = {"near": "green", "far": "red", "between": "yellow"}
BITS, SAID = 80, 26
"""The bits of a root that is shown, and the characters of what a solver said."""


def short(value: Fraction | None) -> str:
    """Return a number to two digits; the table rounds, --json does not."""
    if value is None:
        return ""
    return "0" if not value else f"{float(value):.1e}" if abs(value) < Fraction(1, 100) else f"{float(value):.3f}"


def first(pair: Enclosure | None) -> Fraction | None:
    """Return the lower end of an enclosure, if there is one."""
    return None if pair is None else pair[0]


def said(row: SolverRow) -> str:
    """Return what the solver said, or why there is nothing that it said."""
    if row.missing or row.run.fault:
        return row.missing or row.run.fault
    return row.run.said + (f" (warned: {row.run.warned[0]})" if row.run.warned else "")


def tolerated(row: SolverRow) -> str:
    """Return whether the answer is within the documented tolerance, and its numbers."""
    numbers = row.solver.tolerance.numbers
    if not numbers:
        return "none documented"
    return numbers if row.within is None else f"{'yes' if row.within else 'no'}, {numbers}"


def table(given: SolverInput, rows: list[SolverRow]) -> Table:
    """Return the table of one input: the argmin by its distance, the value by the excess of the objective."""
    title = f"{given.name}, a {KINDS[given.problem.kind]}: {given.about}"
    found = Table(title=Text(title, "bold"), title_justify="left")
    found.add_column("solver", no_wrap=True)
    found.add_column("said", no_wrap=True, max_width=SAID, min_width=SAID)
    for name in ("own gap", "argmin:\ndistance", "value:\nexcess", "violation"):
        found.add_column(name, justify="right", no_wrap=True, min_width=8)
    found.add_column("answer", no_wrap=True, min_width=8)
    found.add_column("within documented\ntolerance", no_wrap=True, min_width=20)
    for row in rows:
        distance = None if row.distance is None else sqrt_enclosure(row.distance, BITS)[0]
        numbers = [short(distance), short(first(row.excess)), short(first(row.violation))]
        texts = [row.solver.name, said(row), short(row.run.gap), *numbers]
        found.add_row(*map(Text, texts), Text(row.verdict, COLOURS.get(row.verdict, "")), Text(tolerated(row)))
    return found


def documented(rows: list[SolverRow]) -> Table:
    """Return the table of the solvers that were asked: their versions, and the tolerances that they document."""
    found = Table("solver", "version", "what it documents", title=Text("tolerances", "bold"), title_justify="left")
    for solver in dict.fromkeys(row.solver for row in rows if not row.missing):
        found.add_row(*map(Text, (solver.name, f"{solver.package} {solver.version}", solver.tolerance.said)))
    return found


def summary(rows: list[SolverRow]) -> str:
    """Return how many answers there are, and how many of which kind."""
    asked = [row for row in rows if not row.missing]
    counts = {word: sum(row.verdict == word for row in asked) for word in ("far", "between", "near")}
    claimed = sum(row.run.success for row in asked)
    within = sum(row.verdict == "far" and row.within is True for row in asked)
    absent = len({row.solver.package for row in rows if row.missing})
    told = f"{claimed} of {len(asked)} answers are called optimal by their solvers: {counts['near']} are near the only"
    told += f" minimiser, {counts['between']} between, {counts['far']} far (within documented tolerance: {within})"
    return told + (f"; {absent} libraries are not installed" if absent else "")


@click.command("solvers", epilog=exit_codes("whatever the solvers say"))
@click.option("--input", "wanted", type=click.Choice([*INPUTS]), multiple=True, help="Only this input; repeatable.")
@click.option("--solver", "names", metavar="NAME", multiple=True, help="Only this solver; repeatable.")
@click.option("--seconds", type=click.IntRange(1), default=30, show_default=True, help="Limit for each answer.")
@JSON
def solvers_command(wanted: tuple[str, ...], names: tuple[str, ...], seconds: int, as_json: bool) -> None:
    r"""Ask other people's solvers for minimisers that are known exactly, and tell how far their answers are.

    Distance, excess and violation are exact; what a solver says, and its own gap, is quoted. An answer that is far and
    within the tolerance that its solver documents is no bug of the solver.

    \b
    Example: barriers solvers --input hero-lp
    """
    inputs = [find_input(name) for name in wanted or INPUTS]
    solvers = [find_solver(name) for name in dict.fromkeys(names)] or [*SOLVERS.values()]
    total = sum(given.problem.kind in solver.kinds for given in inputs for solver in solvers)
    asked, rows = compare(inputs, solvers, seconds=seconds), list[SolverRow]()
    with progress(total, "asking solvers") as (bar, task):
        for row in asked:
            rows.append(row)
            bar.update(task, advance=1, description=f"{row.solver.name}: {row.input.name}")
    for package in sorted({row.solver.package for row in rows if row.missing}):
        err.print(f"its solvers are not asked: the package {package} is not installed")
    if as_json:
        tell([row.as_json() for given in inputs for row in rows if row.input is given])
        return
    for given in inputs:
        if answers := [row for row in rows if row.input is given]:
            out.print(table(given, answers))
    out.print(documented(rows))
    out.print(summary(rows), soft_wrap=True)
