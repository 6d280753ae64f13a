"""The command `barriers demonstrate`: train, attack, certify, check, tell."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import click

from constructions.files import write_text
from nnbarriers.command.console import JSON, exit_codes, nothing_printed, out, progress, tell
from nnbarriers.demonstrations import inexact
from nnbarriers.demonstrations.contestants import contestants
from nnbarriers.demonstrations.firenets import EXPERIMENTS, drawing
from nnbarriers.demonstrations.networks import DEMONSTRATIONS, Workshop, demonstrate, trainable
from nnbarriers.demonstrations.rows import Demonstration
from nnbarriers.demonstrations.tournament import TOURNAMENTS, tournament
from nnbarriers.pages.folder import keep_rows
from nnbarriers.pages.tables import demonstration_table, draw, markdown
from theory.exact import BarriersError

__all__ = ["demonstrate_command"]


def companions(wanted: Sequence[str]) -> list[tuple[str, Callable[[Path], object]]]:
    """What E2 and C1, if named, write beside their rows; raises now, not after all runs, if matplotlib is missing."""
    found: list[tuple[str, Callable[[Path], object]]] = []
    if "E2" in wanted:
        drawing()
        found += EXPERIMENTS.items()
    if "C1" in wanted:
        found.append(("inexact.md", lambda folder: write_text(folder / "inexact.md", inexact.tables())))
    return found


def drawn(shop: Workshop, path: Path) -> str:
    """Draw the picture of A3; return why not if matplotlib is missing, which is no reason to lose the rows."""
    try:
        draw(shop.picture, path)
    except BarriersError as error:
        return str(error)
    return ""


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
    help="Comma-separated. A and B: all, names, MODULE:FUNCTION [default: all]. Else classifier (default), regressor.",
)
@JSON
def demonstrate_command(
    wanted: tuple[str, ...], folder: Path, seed: int, as_markdown: bool, trainers: str | None, as_json: bool
) -> None:
    """Train, attack, certify, check, tell: the main job; no RESULT means all of them.

    RESULT may be A or B: a tournament of all paradigms of training, a row or two each. E2, if named, also draws the
    experiments with FIRENETs; C1, if named, writes the tables of networks on inexact input.
    """
    pictures = companions(wanted)
    games = [name for name in dict.fromkeys(wanted) if name in TOURNAMENTS]
    others = tuple(name for name in wanted if name not in TOURNAMENTS)
    named = tuple(name.strip() for name in (trainers or "classifier").split(","))
    shop = Workshop(folder, seed, named if others or not wanted else ("classifier",))
    rows: list[Demonstration] = []
    with nothing_printed():
        players = contestants("all" if trainers is None else trainers) if games else []
    total = len(players) * len(games) + (0 if games and not others else len(others) or len(DEMONSTRATIONS))
    with progress(total, "demonstrating") as (bar, task):
        for game in games:
            with nothing_printed():
                for name, found in tournament(game, players, folder, seed):
                    rows += found
                    bar.update(task, advance=1, description=f"{game}: {name} has played")
        for name, found in demonstrate(others, shop) if others or not wanted else ():
            rows += found
            bar.update(task, advance=1, description=f"demonstrated {name}")
        undrawn = drawn(shop, folder / "attack.svg") if (not wanted or "A3" in wanted) and trainable() else ""
        for name, write in pictures:
            bar.update(task, description=f"writing {name}")
            write(folder)
    keep_rows(rows, folder)
    if as_json:
        tell([row.as_json() for row in rows])
    elif as_markdown:
        out.file.write(markdown(rows) + "\n")
    else:
        out.print(demonstration_table(rows))
        empty, absent, open_ = (sum(row.verdict == v for row in rows) for v in ("vacuous", "not run", "open"))
        good = sum(row.good for row in rows) - empty - absent - open_
        told = f"{good} of {len(rows)} rows established" + (f", {empty} vacuous" if empty else "")
        told += f", {absent} not run for want of a library" if absent else ""
        told += f", {open_} left open" if open_ else ""
        told += f"; certificates, networks and pictures are in {folder}/"
        told += f"; the picture is left out: {undrawn}" if undrawn else ""
        told += f", networks on inexact input in {folder / 'inexact.md'}" if "C1" in wanted else ""
        out.print(told, soft_wrap=True)
    if not all(row.good for row in rows):
        sys.exit(1)
