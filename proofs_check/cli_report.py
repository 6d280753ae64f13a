"""The command `barriers report`: what a folder shows, as one page, as LaTeX macros, as an appendix."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from constructions.files import write_text
from proofs_check.appendix import appendix
from proofs_check.console import err
from proofs_check.exhibits import gather
from proofs_check.page import page
from theory.exact import BarriersError

__all__ = ["report_command"]


@click.command("report")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("-o", "path", type=click.Path(path_type=Path), required=True, help="A file ending in .html, or in .tex.")
@click.option(
    "--latex", "as_latex", is_flag=True, help="Macros of all certified numbers, and an appendix, for a paper."
)
def report_command(folder: Path, path: Path, as_latex: bool) -> None:
    """Write what a folder of `barriers demonstrate --out DIR` shows as one self-contained page.

    All its certificates are checked again. Exit code 1 if something in it is not established.
    """
    ending = ".tex" if as_latex else ".html"
    if path.suffix != ending:
        raise BarriersError(f"{path}: the report is written to a file ending in {ending}")
    visit = gather(folder)
    write_text(path, appendix(visit, folder.name) if as_latex else page(visit, folder.name))
    bad = [row for row in visit.rows if not row.good]
    told = f"{path}: {len(visit.rows)} rows, {len(visit.exhibits)} certificates"
    err.print(told + (f"; not established: {len(bad)}" if bad else ""), highlight=False, soft_wrap=True)
    if bad:
        sys.exit(1)
