"""The command `barriers misses`: a small problem that a solver misses, found in this run; and how often it misses."""

from __future__ import annotations

import sys
from fractions import Fraction
from pathlib import Path

import click
from rich.text import Text

from constructions.files import new_folder, write_text
from constructions.solvers.drafts import SEARCHED
from constructions.solvers.rates import EXACT, EXPONENTS, Rates, rates
from constructions.solvers.running import Running
from constructions.solvers.scripts import data_lines
from constructions.solvers.searching import search
from constructions.solvers.solver import KINDS, Solver
from nnbarriers.command.console import JSON, Q, coloured, err, exit_codes, nothing_printed, out, progress, tell
from nnbarriers.loading import load_object
from nnbarriers.searching import (
    ANSWER,
    MOST_INPUTS,
    Missed,
    chosen_kind,
    running,
    solver_of,
    told_rows,
)
from nnbarriers.sheets import Sheet
from nnbarriers.wording import plural
from theory.exact import BarriersError, brief

__all__ = ["misses_command"]

LONGEST = 32
"""So many characters of a name fit into the table, the last ones."""

NOT_IMPLIED = (
    "A rate near one half is like a coin: which of two nearly equal columns is used, the gap does not decide. It is no"
    " instance of a theorem: those are about numbers that are given by readings. Here the doubles are the input, and"
    ' the row "exact" is the reference itself, rounded to doubles. Far answers within documented tolerances are no sign'
    " of bugs."
)


def solver_named(name: str) -> Solver:
    """Return a solver of the table, or the function MODULE:FUNCTION or FILE.py:FUNCTION."""
    if ":" not in name:
        return solver_of(name)
    with nothing_printed():
        found = load_object(name, "a solver")
    if not callable(found):
        raise BarriersError(f"{name} is no function of a problem")
    return solver_of(found, name)


@click.command(
    "misses",
    epilog=exit_codes(
        "a miss was found, or rates were told", one="none was found, which says nothing of other problems"
    ),
)
@click.argument("names", metavar="SOLVER…", nargs=-1, required=True)
@click.option("--kind", type=click.Choice([*SEARCHED]), help="The problems. [default: LP, or what the solver takes]")
@click.option("--seed", type=click.IntRange(0), default=0, show_default=True, help="Of the draws.")
@click.option(
    "--distance",
    "far",
    type=Q,
    help="The least distance from the minimiser, times its norm if that is larger than 1. [default: 1/2]",
)
@click.option("--seconds", type=click.IntRange(1), help="Limit of the search. [default: 60]")
@click.option("--inputs", type=click.IntRange(1, MOST_INPUTS), help="Most problems. [default: 1000; --rates: 50 a gap]")
@click.option("--out", "folder", type=click.Path(path_type=Path), help="A new folder for data, certificate and script.")
@click.option("--rates", "counted", is_flag=True, help="How often solvers miss, by the gap, on problems of one size.")
@click.option("--plot", "picture", type=click.Path(path_type=Path), help="The rates as a picture, .svg.")
@JSON
def misses_command(
    names: tuple[str, ...], kind: str | None, seed: int, far: Fraction | None, seconds: int | None, inputs: int | None,
    folder: Path | None, counted: bool, picture: Path | None, as_json: bool,
) -> None:  # fmt: skip
    r"""Search for a small problem on which a solver reports success far from the only minimiser.

    SOLVER is a name out of docs/solvers-table.md, or MODULE:FUNCTION or FILE.py:FUNCTION, a function of a problem with
    the attributes kind, A, b, c, lower, upper (LP) or A, y, lam (P1, P2), which returns x, or (x, success, said, gap).
    The problems are of integers but for one entry; each is solved exactly, too. A miss is made small and, with --out,
    written with its certificate and a script that needs nothing of ours. A miss within the tolerance that a solver
    documents is no evidence of a bug. With --rates several solvers may be named.

    Example: barriers misses highs --seed 1 --out out/miss
    """
    if counted:
        _given("--rates", {"--distance": far, "--seconds": seconds, "--out": folder})
        _rates([solver_named(name) for name in dict.fromkeys(names)], kind, seed, inputs or 50, picture, as_json)
        return
    _given("one search", {"--plot": picture})
    if len(names) != 1:
        raise BarriersError(f"one solver is searched for misses, got {len(names)}; several go with --rates")
    far = Fraction(1, 2) if far is None else far
    if far <= 0:
        raise BarriersError(f"--distance must be > 0, got {brief(far)}")
    if folder is not None:
        new_folder(folder)
    found = _searched(solver_named(names[0]), kind, far, seed, inputs or 1000, seconds or 60)
    if not as_json:
        _show(found)
    where = folder and found.found.miss and found.save(folder)
    if as_json:
        tell(found.as_json() | {"folder": where and str(where)})
    elif where:
        out.print(f"{where}: {', '.join(sorted(path.name for path in where.iterdir()))}", soft_wrap=True)
        if not found.script:
            err.print("no reproduce.py: the function cannot be imported by a name", soft_wrap=True)
    if found.found.miss is None:
        sys.exit(1)


def _given(what: str, options: dict[str, object]) -> None:
    """Raise `BarriersError` for an option that does not belong to what is asked."""
    for name, value in options.items():
        if value is not None:
            raise BarriersError(f"{name} does not go with {what}: leave it out")


def _searched(solver: Solver, kind: str | None, far: Fraction, seed: int, inputs: int, seconds: int) -> Missed:
    """Search, with progress."""
    of = chosen_kind(solver, kind)
    solver.require(of)
    with running(solver, seconds) as process, progress(None, f"{solver.name}: its library is loaded") as (bar, task):
        found = search(
            process, solver, of, seed=seed, distance=far, inputs=inputs, seconds=seconds,
            told=lambda what: bar.update(task, description=f"{solver.name}: {what}"),
        )  # fmt: skip
    return Missed(found)


def _show(found: Missed) -> None:
    """Print what was found, in words and numbers."""
    search = found.found
    out.print(found.conclusion, soft_wrap=True)
    if search.miss is None:
        counts = ", ".join(f"{verdict} {count}" for verdict, count in search.verdicts.items())
        out.print(
            f"its answers: {counts}{f'; the first fault: {search.fault}' if search.fault else ''}", soft_wrap=True
        )
    else:
        for line in data_lines(search.miss.truth):
            out.print(line, soft_wrap=True)
        for name, value in told_rows(search.miss):
            out.print(f"{name}: {value}", soft_wrap=True)
        small = f"problem {search.asked} of seed {search.seed}, made small in {plural(search.steps, 'step')}"
        out.print(small + (f", until its budget of {search.cut} was spent" if search.cut else ""), soft_wrap=True)
        if found.certificate:
            verdict = coloured(found.certificate.check.verdict)
            out.print(Text.assemble("certificate: ", verdict, f", sha256 {found.certificate.sha256}"), soft_wrap=True)
        else:
            err.print(f"no certificate: {found.uncertified}", soft_wrap=True)
    if search.unsteady:
        err.print(f"{plural(search.unsteady, 'miss')} not repeated in a new process, and not counted", soft_wrap=True)


def _rates(solvers: list[Solver], kind: str | None, seed: int, count: int, picture: Path | None, as_json: bool) -> None:
    """Tell how often solvers miss, by the gap."""
    of = chosen_kind(solvers[0], kind)
    if picture is not None and picture.suffix != ".svg":
        raise BarriersError(f"{picture}: a picture of rates ends in .svg")
    asked = [*solvers, EXACT]
    with (
        Running(asked, [], seconds=ANSWER) as process,
        progress(len(asked) * len(EXPONENTS), "drawing problems") as (bar, task),
    ):
        found = rates(
            process, asked, of, seed=seed, count=count,
            told=lambda what: bar.update(task, advance=1, description=what),
        )  # fmt: skip
    if as_json:
        tell(found.as_json())
    else:
        out.print(rates_table(found))
        out.print(f"{found.said}\n{found.admitted}\n{found.silent}{NOT_IMPLIED}", soft_wrap=True)
    if picture is not None:
        from nnbarriers.drawing.rates import rates_picture

        write_text(picture, rates_picture(found).svg)
        if not as_json:
            out.print(f"{picture}: the picture", soft_wrap=True)


def rates_table(found: Rates) -> Sheet:
    """Return the rates as a table, in percent."""
    title = f"silent misses, percent of {found.count} {KINDS[found.kind]}s a gap"
    exponents = [f"−{exponent}" for exponent in found.exponents]
    table = Sheet(("log₂ gap", *exponents), title, right=exponents)
    for name, row in found.rows.items():
        table.add(name if len(name) <= LONGEST else f"…{name[1 - LONGEST :]}", *(cell.percent for cell in row))
    for name, why in found.absent.items():
        err.print(f"{name}: {why}", soft_wrap=True)
    return table
