"""The command `barriers report`: what a folder shows, as one page, as LaTeX macros, as an appendix."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from constructions.files import write_text
from nnbarriers.command.console import err, exit_codes
from nnbarriers.pages.folder import gather, standing
from nnbarriers.pages.html import page
from nnbarriers.pages.latex import appendix
from nnbarriers.pages.typeset import visible
from theory.exact import BarriersError

__all__ = ["report_command"]


@click.command("report", epilog=exit_codes(one="something in the folder is not established"))
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("-o", "path", type=click.Path(path_type=Path), required=True, help="A file ending in .html, or in .tex.")
@click.option(
    "--latex", "as_latex", is_flag=True, help="Macros of all certified numbers, and an appendix, for a paper."
)
def report_command(folder: Path, path: Path, as_latex: bool) -> None:
    """Write what a folder of `barriers demonstrate --out DIR` shows as one self-contained page.

    All its certificates are checked again; the rest is what the folder records.
    """
    ending = ".tex" if as_latex else ".html"
    if path.suffix != ending:
        raise BarriersError(f"{path}: the report is written to a file ending in {ending}")
    contents, name = gather(folder), visible(folder.name)
    write_text(path, appendix(contents, name) if as_latex else page(contents, name))
    told = ", ".join(f"{kind}: {count}" for kind, count in contents.counts.items() if count)
    err.print(
        f"{path}: {len(contents.rows)} rows, {len(contents.certificates)} certificates; {told}",
        soft_wrap=True,
    )  # fmt: skip
    if any(standing(row) == "not established" for row in contents.rows):
        sys.exit(1)
