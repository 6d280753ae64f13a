"""The tables of solvers: for the terminal, and as a page with versions and machine.

Argmin and value have columns of their own; every row has the tolerance that its solver documents.
"""

from __future__ import annotations

import importlib.metadata
import platform
import textwrap
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from rich.text import Text

from constructions.solvers.inputs import INPUTS, SolverInput
from constructions.solvers.solver import KINDS
from nnbarriers.demonstrations.solvers import Asked, few, first, plain, tolerated
from nnbarriers.sheets import Sheet
from nnbarriers.wording import plural
from theory.exact import write_rational

__all__ = ["headline", "solver_page", "solver_tables"]

COLOURS = {"near": "green", "far": "red", "between": "yellow"}
SAID = 17
"""So many characters of what a solver said are printed; the page and --json have all of it."""
HEAD = (
    "| solver | said | own gap | argmin: squared distance | argmin | value: excess | violation |"
    " within documented tolerance | certificate |"
)
HEADINGS = (
    "solver", "said", "own gap", "argmin: distance", "value: excess", "violation", "within documented tolerance",
    "certificate",
)  # fmt: skip
TEXT = "solvers.md"
"""The page of the documentation that says what the tables show."""
VERSIONS = "| solver | version | options set | what it documents | its own gap |"


def by_input(asked: Sequence[Asked]) -> list[tuple[SolverInput, list[Asked]]]:
    """Return the rows input by input, in the order of the inputs."""
    groups = [[one for one in asked if one.found.input.name == name] for name in INPUTS]
    return [(group[0].found.input, group) for group in groups if group]


def title(given: SolverInput) -> str:
    """Return what an input is, in words."""
    return f"{given.name}, a {KINDS[given.problem.kind]}: {given.about}"


def claims(one: Asked) -> bool:
    """Whether the solver calls an answer optimal, so that there is something to compare."""
    return one.found.run.success and one.found.distance is not None


def judged(one: Asked) -> str:
    """Return the verdict of the kernel with the name of the certificate; else why there is none."""
    return f"{one.row.verdict} {one.row.sha256[:8]}" if one.row.sha256 else one.row.verdict


def numbers(one: Asked) -> tuple[str, str, str, str, str]:
    """Return own gap, distance, excess, violation and tolerance, of an answer that is called optimal."""
    found = one.found
    if not claims(one):
        return few(found.run.gap), "", "", "", found.solver.tolerance.numbers or "none documented"
    shown = few(first(found.excess)), few(first(found.violation)), tolerated(found)
    return few(found.run.gap), f"{plain(found)} {found.verdict}", *shown


def said(one: Asked) -> str:
    """Return what the solver said, or why it said nothing."""
    return one.found.missing or one.found.run.fault or one.found.spoken


def shortened(text: str) -> str:
    """Return the first words of what a solver said.

    >>> shortened("optimal"), shortened("the solution was found"), shortened("a" * 20)
    ('optimal', 'the solution was…', 'aaaaaaaaaaaaaaaa…')
    """
    words = textwrap.shorten(text, SAID, placeholder="…")
    return words if len(words) > 1 or len(text) <= 1 else f"{text[: SAID - 1]}…"


def solver_tables(asked: Sequence[Asked]) -> list[Sheet]:
    """Return the tables that `barriers demonstrate C D --solvers` prints: one an input, and one of the tolerances."""
    tables = []
    for given, group in by_input(asked):
        found = Sheet(HEADINGS, title(given), right=HEADINGS[2:6], least={"said": SAID, "certificate": 17})
        for one in group:
            gap, distance, *others = numbers(one)
            placed = Text(distance, COLOURS.get(one.found.verdict, ""))
            verdict = Text(judged(one), "" if one.row.good else "red")
            found.add(one.found.solver.name, shortened(said(one)), gap, placed, *others, verdict)
        tables.append(found)
    heads = VERSIONS.strip("| ").split(" | ")
    known = Sheet(heads, "tolerances", least={heads[3]: 24, heads[4]: 16})
    for row in versions(asked):
        known.add(*row)
    return [*tables, known]


def versions(asked: Sequence[Asked]) -> list[tuple[str, str, str, str, str]]:
    """Return name, version, options, documented tolerance and the meaning of its gap, of solvers that were asked."""
    rows = [one.found for one in asked if not one.found.missing]
    told = {found.solver: found.version for found in sorted(rows, key=lambda found: bool(found.run.inside))}
    solvers = dict.fromkeys(found.solver for found in rows)
    return [(s.name, told[s], s.options, s.tolerance.said, s.own_gap) for s in solvers]


def headline(asked: Sequence[Asked]) -> str:
    """Return how many answers are called optimal, how many of these are far, and what documented tolerances admit."""
    there, called = [one for one in asked if not one.found.missing], [one for one in asked if claims(one)]
    far = [one for one in called if one.found.verdict == "far"]
    between = sum(one.found.verdict == "between" for one in called)
    told = f"{len(called)} of {plural(len(there), 'answer')} are called optimal by their solvers:"
    told += f" {len(called) - len(far) - between} are near the only minimiser, {between} between, {len(far)} far."
    admitted, silent = (sum(one.found.within is state for one in far) for state in (True, None))
    told += f" Of those that are far {admitted} are within the tolerance that their solver documents, for {silent} none"
    told += f" is documented, or it does not decide, {len(far) - admitted - silent} are not within it."
    kept = [one.row.verdict for one in asked if one.row.sha256]
    told += f" {plural(kept.count('accepted'), 'certificate')} of {len(called)} accepted by the kernel."
    absent = len({one.found.solver.package for one in asked if one.found.missing})
    return told + (f" Not installed: {plural(absent, 'package')}." if absent else "")


def machine() -> str:
    """Return what ran them, and when: processor, system, Python, NumPy."""
    lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines() if Path("/proc/cpuinfo").exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    cpu = names[0] if names else platform.processor()
    made = f"Python {platform.python_version()}, NumPy {importlib.metadata.version('numpy')}"
    return f"{cpu or platform.machine()}, {platform.system()}, {made}; {date.today().isoformat()}"


def code(text: str) -> str:
    r"""Return a text as code in a cell of a table.

    >>> print(code("a|b `c`"))
    `a\|b 'c'`
    """
    return f"`{text.replace('`', chr(39)).replace('|', chr(92) + '|')}`" if text else ""


def solver_page(asked: Sequence[Asked]) -> str:
    """Return the page of the tables: how many of which kind, machine and versions, and a table an input."""
    written = "Written by `barriers demonstrate D C --solvers` (`make solvers-page`)"
    parts = ["# What solvers answer: the tables", f"{written}; [what they show, and what not]({TEXT})."]
    parts += [f"**{headline(asked)}**", f"Machine: {machine()}; one thread each, output off."]
    rows = [
        f"| {name} | {told} | {code(options)} | {code(documented)} | {code(gap)} |"
        for name, told, options, documented, gap in versions(asked)
    ]
    parts += ["## Versions, and what is documented", "\n".join([VERSIONS, "|---|---|---|---|---|", *rows])]
    for given, group in by_input(asked):
        lines = [HEAD, "|---|---|---|---|---|---|---|---|---|"]
        for one in group:
            gap, distance, *others = numbers(one)
            square = write_rational(one.found.distance) if claims(one) and one.found.distance is not None else ""
            exact = square if len(square) <= 8 else f"≈ {few(one.found.distance)}"
            cells = (one.found.solver.name, code(said(one)), gap, exact, distance, *others, judged(one))
            lines.append(f"| {' | '.join(cells)} |")
        parts += [f"## {given.name}", f"{title(given)}.", "\n".join(lines)]
    return "\n\n".join(parts) + "\n"
