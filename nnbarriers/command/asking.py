"""The option --solvers of `barriers demonstrate`: which solvers are asked, and what they answer."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from constructions.files import write_text
from constructions.solvers.inputs import TABLES
from constructions.solvers.solver import Solver
from nnbarriers.command.console import nothing_printed, out, progress, watched
from nnbarriers.demonstrations.solvers import Asked, ask, named_solvers, questions
from nnbarriers.pages.solver_tables import headline, solver_page, solver_tables
from theory.exact import BarriersError

__all__ = ["PAGE", "answers", "chosen_solvers", "show_answers"]

PAGE = "solvers.md"
"""The page of the tables, in the folder of the certificates."""


def chosen_solvers(names: str | None, wanted: Sequence[str]) -> tuple[list[str], list[Solver]]:
    """Return the tables that are wanted and the solvers that are named; raises `BarriersError` if they do not fit."""
    tables = [name for name in dict.fromkeys(wanted) if name in TABLES]
    if names is None:
        if "C" in wanted:
            raise BarriersError("C is a table of solvers: say which, --solvers all; the results are C0 and C1")
        return [], []
    if not tables:
        raise BarriersError(f"--solvers is for the tables {' and '.join(TABLES)}: name one of them, or both")
    with nothing_printed():
        return tables, named_solvers(names, tables)


def answers(tables: Sequence[str], solvers: Sequence[Solver], folder: Path) -> list[Asked]:
    """Ask the solvers, and write the page of their tables into the folder."""
    if not tables:
        return []
    asked, names = ask(tables, solvers, folder), questions(tables, solvers)
    with progress(len(names), "asking solvers") as (bar, task):
        found = list(watched(bar, task, names, asked))
    write_text(folder / PAGE, solver_page(found))
    return found


def show_answers(asked: Sequence[Asked], folder: Path) -> None:
    """Print the tables, how many answers are of which kind, and where the rest is."""
    for table in solver_tables(asked):
        out.print(table)
    out.print(headline(asked), soft_wrap=True)
    out.print(
        f"certificates are in {folder}/miss-INPUT-SOLVER.json, the tables as a page in {folder / PAGE}", soft_wrap=True
    )
