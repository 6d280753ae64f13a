"""The command `barriers cite`: what to cite for results, for papers."""

from __future__ import annotations

from pathlib import Path

import click

from nnbarriers.citations import cite
from nnbarriers.command.console import exit_codes, out

__all__ = ["cite_command"]


@click.command("cite", epilog=exit_codes())
@click.argument("names", metavar="RESULT…", nargs=-1, required=True)
@click.option(
    "--certificate", "paths", multiple=True, type=click.Path(path_type=Path),
    help="A certificate to cite. [default: those of the results in out/]",
)  # fmt: skip
@click.option("--latex", is_flag=True, help=r"One line of LaTeX for each result, to be \input, instead of BibTeX.")
def cite_command(names: tuple[str, ...], paths: tuple[Path, ...], latex: bool) -> None:
    """Print what to cite for results: papers, software and certificates, and how to check and test them."""
    out.file.write(cite(*names, certificates=paths, latex=latex))
