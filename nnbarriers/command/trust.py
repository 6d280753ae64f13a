"""The command `barriers trust`: whether the selection, or the basis, is the same for all data in a box (T1-T3)."""

from __future__ import annotations

import sys
from fractions import Fraction
from pathlib import Path
from typing import Any

import click

from constructions.files import write_text
from nnbarriers.boxes import Boxed, boxed
from nnbarriers.certificates import certificate_path
from nnbarriers.command.console import JSON, Q, err, exit_codes, out, progress, tell
from nnbarriers.command.posing import new_file, problem_options, said, split
from nnbarriers.trusting import MOST_SEED, Trust, judged
from nnbarriers.two_data import may_be_tables, two_places
from theory.exact import BarriersError, printable

__all__ = ["trust_command"]

MOST_POINTS = 2000


@click.command(
    "trust", epilog=exit_codes("trusted; with --path, all of it was told", one="two answers, or open: it is said which")
)
@problem_options
@click.option("--within", type=Q, help="The radius of each number; of a linear program relative.")
@click.option("--digits", metavar="K|printed", help="So many decimals, half a unit each; or those that are printed.")
@click.option("--exact", help='Columns, or y, that are known exactly, NAME,NAME,…; "NA,ME" if a name holds a comma.')
@click.option(
    "--seed", type=click.IntRange(0, MOST_SEED), default=0, show_default=True, help="Of the search for two answers."
)
@click.option("--path", "points", type=click.IntRange(2, MOST_POINTS), help="Ask at so many alphas, from FILE's down.")
@click.option("--plot", "picture", type=click.Path(path_type=Path), help="The path as a picture, .svg.")
@click.option("-o", "certificate", type=click.Path(path_type=Path), help="Write the certificate, a new .json.")
@click.option(
    "--tables",
    type=click.Path(path_type=Path),
    help="Of two answers write both data, NAME.csv: NAME-1.csv, NAME-2.csv.",
)
@JSON
def trust_command(
    path: Path, within: Fraction | None, digits: str | None, exact: str | None, seed: int, points: int | None,
    picture: Path | None, certificate: Path | None, tables: Path | None, as_json: bool, **options: Any,
) -> None:  # fmt: skip
    r"""Tell whether the selected columns, or the optimal basis, are the same for all data in a box.

    FILE is read as `barriers solve` reads it. Trusted: one support, or basis, for every datum in the box, certified.
    Two answers: two data in the box, each with another only minimiser, certified. Open: neither was shown; both ends
    are told.

    Example: barriers trust table.csv --alpha 0.1 --digits printed -o out/trust.json
    """
    target = None if certificate is None else certificate_path(certificate)
    if picture is not None and (points is None or picture.suffix != ".svg"):
        raise BarriersError("--plot draws a path (--path N), to a file that ends in .svg")
    new_file(picture, ".svg")
    if points is not None and (alone := [name for name, given in (("-o", target), ("--tables", tables)) if given]):
        raise BarriersError(f"{alone[0]} does not go with --path: ask at one alpha for it")
    asked = boxed(path, within=within, digits=_digits(digits, within), exact=split(exact),
                  **said(**options))  # fmt: skip
    if tables is not None:
        two_places(tables)
        may_be_tables(asked.posed)
    if points is not None:
        _path(path, asked, points, picture, seed, as_json)
    elif not _tell(_asked(path, asked, seed), target, tables, as_json):
        sys.exit(1)


def _asked(path: Path, asked: Boxed, seed: int) -> Trust:
    """Return what is known, with its certificate."""
    with progress(None, f"{path.name}: floats propose a start") as (bar, task):
        found = Trust(asked, judged(asked, seed, lambda what: bar.update(task, description=what)))
        bar.update(task, description="the kernel checks the certificate")
        _ = found.certificate
    return found


def _tell(found: Trust, target: Path | None, tables: Path | None, as_json: bool) -> bool:
    """Write what is to be written, tell the rest, and return whether it is trusted."""
    held = target if found.certificate is not None else None
    if held is not None:
        found.save(held)
    written, why = _written(found, tables)
    if as_json:
        files = {"certificate": None if held is None else str(held), "tables": list(map(str, written)) or None}
        tell(found.as_json() | files)
    else:
        lines = [f"{found.verdict}: {found.boxed.said}", *(f"{name}: {value}" for name, value in found.told_rows())]
        lines += [f"{held}: the certificate"] if held is not None else []
        chosen = zip(written, found.possible, strict=False)
        for line in [*lines, *(f"{place}: a table in the box that selects {told}" for place, told in chosen)]:
            out.print(printable(line), soft_wrap=True)
    if why:
        err.print(f"no tables were written: {why}", soft_wrap=True)
    if target is not None and held is None:
        err.print(f"no certificate was written: {found.uncertified}", soft_wrap=True)
    return bool(found)


def _written(found: Trust, tables: Path | None) -> tuple[tuple[Path, ...], str]:
    """Write two tables if that is asked for, and return where they are, or why there are none."""
    if tables is None:
        return (), ""
    if found.data is None:
        return (), f"the verdict is {found.verdict!r}"
    try:
        return found.save_data(tables), ""
    except BarriersError as error:
        return (), str(error)


def _digits(text: str | None, within: Fraction | None) -> int | str | None:
    if (within is None) == (text is None):
        raise BarriersError("give --within Q, a radius, or --digits K, or --digits printed: one of them")
    if text is None or text == "printed":
        return text
    if not text.isdecimal() or len(text) > 4:
        raise BarriersError(f"--digits is a number of decimals, or printed; got {text!r:.40}")
    return int(text)


def _path(path: Path, asked: Boxed, points: int, picture: Path | None, seed: int, as_json: bool) -> None:
    """Ask at a grid of alphas, and tell the table."""
    from nnbarriers.paths import follow, path_picture, path_table

    with progress(points, path.name) as (bar, task):
        found = follow(asked, points, seed, lambda what: bar.update(task, advance=1, description=what))
    if picture is not None:
        write_text(picture, path_picture(found).svg)
    if as_json:
        tell(found.as_json())
        return
    out.print(path_table(found))
    out.print(found.conclusion, soft_wrap=True)
    if picture is not None:
        out.print(f"{picture}: the picture", soft_wrap=True)
