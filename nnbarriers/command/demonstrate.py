"""The command `barriers demonstrate`: train, attack, certify, check, tell."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import click

from constructions.files import write_text
from nnbarriers.command.asking import answers, chosen_solvers, show_answers
from nnbarriers.command.console import JSON, exit_codes, nothing_printed, out, progress, tell, watched
from nnbarriers.demonstrations import inexact
from nnbarriers.demonstrations.contestants import Contestant, contestants, require
from nnbarriers.demonstrations.demonstrate import DEMONSTRATIONS, demonstrate
from nnbarriers.demonstrations.firenets import EXPERIMENTS, drawing
from nnbarriers.demonstrations.rows import Demonstration
from nnbarriers.demonstrations.session import TRAINED, Session
from nnbarriers.demonstrations.solvers import Asked
from nnbarriers.demonstrations.tournament import SPEAKS, TOURNAMENTS, tournament
from nnbarriers.drawing.picture import picture
from nnbarriers.pages.folder import keep_rows
from nnbarriers.pages.solver_tables import solver_page
from nnbarriers.pages.tables import demonstration_table, markdown
from theory.exact import BarriersError
from theory.results import results

__all__ = ["demonstrate_command"]


def companions(wanted: Sequence[str]) -> list[tuple[str, Callable[[Path], object]]]:
    """What E2 and C1, if named, write beside their rows; raises now, not after all runs, if matplotlib is missing."""
    writers: list[tuple[str, Callable[[Path], object]]] = []
    if "E2" in wanted:
        drawing()
        writers += EXPERIMENTS.items()
    if "C1" in wanted:
        writers.append(("inexact.md", lambda folder: write_text(folder / "inexact.md", inexact.tables())))
    return writers


def named(trainers: str, wanted: Sequence[str]) -> list[Contestant]:
    """Return the trainers that are named; raises `BarriersError` if a result that is wanted does not meet any."""
    training = [name for name in wanted if name in SPEAKS or name in TRAINED]
    if wanted and not training:
        every = ", ".join((*SPEAKS, *TRAINED))
        raise BarriersError(f"--trainers is for the results that train, {every}; {', '.join(wanted)} does not")
    with nothing_printed():
        players = contestants(trainers)
    for name in training:
        require(SPEAKS.get(name, name), players)
    return players


@click.command("demonstrate", epilog=exit_codes("no row failed", one="a row failed, or a certificate was not accepted"))
@click.argument("wanted", metavar="[RESULT]…", nargs=-1)
@click.option(
    "--out",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("out"),
    show_default=True,
    help="Folder for networks, certificates and pictures.",
)
@click.option(
    "--seed", type=click.IntRange(min=0), default=0, show_default=True, help="Seed of training and random draws."
)
@click.option("--markdown", "as_markdown", is_flag=True, help="The table for a page.")
@click.option(
    "--trainers",
    default=None,
    metavar="NAMES",
    help="What trains in A, B, A0, A3, A4, A6 and A8: names of trainers, all, or MODULE:FUNCTION, comma-separated."
    " [default: all in A and B, regressor in A8, classifier in the others]",
)
@click.option(
    "--solvers",
    default=None,
    metavar="NAMES",
    help="D and C: other people's solvers that are asked for minimisers that are known exactly: names of solvers, all,"
    " or MODULE:FUNCTION, comma-separated.",
)
@JSON
def demonstrate_command(
    wanted: tuple[str, ...], folder: Path, seed: int, as_markdown: bool, trainers: str | None, solvers: str | None,
    as_json: bool,
) -> None:  # fmt: skip
    """Train, attack, certify, check, tell: the main job; no RESULT means all of them.

    RESULT may be A or B: a tournament of all paradigms of training, a row or two each; or files: networks in files of
    other libraries, made there and then; or gallery: problems that people compute, a row each; with --solvers, D and C:
    a row for each solver and each of the fixed linear programs or inverse problems. E2, if named, also draws the
    experiments with FIRENETs; C1, if named, writes the tables of networks on inexact input.
    """
    tables, asked_for = chosen_solvers(solvers, wanted)
    pictures, players = companions(wanted), named(trainers, wanted) if trainers is not None else []
    games = [name for name in dict.fromkeys(wanted) if name in TOURNAMENTS]
    others = tuple(name for name in wanted if name not in (*TOURNAMENTS, *tables))
    asked = answers(tables, asked_for, folder)
    session, rows = Session(folder, seed, players), [one.row for one in asked]
    if games and trainers is None:
        with nothing_printed():
            players = contestants("all")
    shown = tuple(dict.fromkeys(others or (() if wanted else DEMONSTRATIONS)))
    with progress(len(players) * len(games) + len(shown), "demonstrating") as (bar, task):
        for game in games:
            names = [f"{game}: {player.name}" for player in players]
            with nothing_printed():
                for _, new in watched(bar, task, names, tournament(game, players, folder, seed)):
                    rows += new
        with nothing_printed():
            for _, new in watched(bar, task, map(entitled, shown), demonstrate(shown, session) if shown else ()):
                rows += new
            if (not wanted or "A3" in wanted) and session.picture:
                neurons = sum(session.picture.network.widths[1:-1])
                picture(session.picture, f"A network of {neurons} neurons, trained").save(folder / "attack.svg")
        for name, write in pictures:
            bar.update(task, description=f"writing {name}")
            write(folder)
    keep_rows(rows, folder)
    if as_json:
        tell([row.as_json() for row in rows])
    else:
        show(asked, rows[len(asked) :], folder, as_markdown=as_markdown, inexact="C1" in wanted)
    if not all(row.good for row in rows):
        sys.exit(1)


def entitled(name: str) -> str:
    """Return a result with its title, or another demonstration by its name."""
    return next((f"{name}: {result.title}" for result in results() if result.id == name), name)


def show(asked: Sequence[Asked], rows: list[Demonstration], folder: Path, *, as_markdown: bool, inexact: bool) -> None:
    """Print the tables of solvers, if they were asked, and the rows of the results."""
    if as_markdown:
        out.file.write((solver_page(asked) if asked else "") + (markdown(rows) + "\n" if rows or not asked else ""))
        return
    if asked:
        show_answers(asked, folder)
    if asked and not rows:
        return
    out.print(demonstration_table(rows))
    empty, absent, open_ = (sum(row.verdict == v for row in rows) for v in ("vacuous", "not run", "open"))
    good = sum(row.good for row in rows) - empty - absent - open_
    told = f"{good} of {len(rows)} rows established" + (f", {empty} vacuous" if empty else "")
    told += f", {absent} not run for want of a library" if absent else ""
    told += f", {open_} left open" if open_ else ""
    told += f"; certificates, networks and pictures are in {folder}/"
    told += f", networks on inexact input in {folder / 'inexact.md'}" if inexact else ""
    out.print(told, soft_wrap=True)
