"""The command `barriers plot`: phase diagrams, computed exactly, drawn with the theorem's curve."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from constructions.phases import PHASES
from nnbarriers.command.console import JSON, exit_codes, out, progress, tell
from nnbarriers.pages.phase_plots import draw_phase

__all__ = ["plot_command"]


@click.command("plot", epilog=exit_codes(one="something is better than the theorem allows"))
@click.argument("name", metavar="PHASE", type=click.Choice(list(PHASES)))
@click.option("-o", "path", type=click.Path(path_type=Path), default=None, help="Picture. [default: out/PHASE.svg]")
@JSON
def plot_command(name: str, path: Path | None, as_json: bool) -> None:
    """Draw a phase diagram: pieces (A3, A6), precision (A8), accuracy (B) or digits (C, W).

    With --json the numbers go to stdout, and a picture is drawn only with -o.
    """
    with progress(1, f"computing {name}"):
        phase = PHASES[name]()
    if path or not as_json:
        where = path or Path("out") / f"{name}.svg"
        draw_phase(phase, where)
    if as_json:
        tell(phase.as_json())
    else:
        equal = sum(cell.attained == cell.bound for cell in phase.cells)
        out.print(
            f"{where}: {phase.value} at {len(phase.cells)} places, none better than {phase.result} allows,"
            f" {equal} of them with equality" if phase.holds else f"{where}: {phase.result} is violated",
            soft_wrap=True,
        )  # fmt: skip
    if not phase.holds:
        sys.exit(1)
