"""The command `barriers solve`: the exact minimiser of a LASSO or a linear program in a file, certified (T0)."""

from __future__ import annotations

import csv
import io
import sys
from pathlib import Path
from typing import Any

import click

from constructions.files import write_text
from nnbarriers.certificates import certificate_path
from nnbarriers.command.console import JSON, err, exit_codes, out, progress, tell
from nnbarriers.command.posing import new_file, problem_options, said
from nnbarriers.posing import posed
from nnbarriers.solving import MOST_STEPS, STEPS, Solved, found_of
from nnbarriers.wording import nearest

__all__ = ["solve_command"]


@click.command("solve", epilog=exit_codes("there is one minimiser", one="several, none, or open: it is said which"))
@problem_options
@click.option("--steps", type=click.IntRange(1, MOST_STEPS), default=STEPS, show_default=True, help="Exact steps.")
@click.option("-o", "certificate", type=click.Path(path_type=Path), help="Write the certificate, a new .json.")
@click.option("--table", "listed", type=click.Path(path_type=Path), help="Write the columns with x, a new .csv.")
@JSON
def solve_command(
    path: Path, steps: int, certificate: Path | None, listed: Path | None, as_json: bool, **options: Any
) -> None:
    r"""Solve a LASSO or a linear program exactly, with a certificate, or say why it has no single answer.

    FILE is a table .csv (with --alpha or --lambda), .npz or .json with X, y, alpha or A, y, lam or c, A_ub, b_ub, …,
    or a linear program .mps. Decimals in text are read exactly. A float solver proposes, rationals decide.

    Example: barriers solve table.csv --alpha 0.1 -o out/solution.json
    """
    target = None if certificate is None else certificate_path(certificate)
    new_file(listed, ".csv")
    given = posed(path, **said(**options))
    with progress(None, f"{path.name}: floats propose a start") as (bar, task):
        found = Solved(given, found_of(given.problem, None, steps, lambda what: bar.update(task, description=what)))
        bar.update(task, description="the kernel checks the certificate")
        held = found.certificate
    if target is not None and held is not None:
        found.save(target)
    if listed is not None and found.outcome == "one":
        write_text(listed, as_table(found))
    if as_json:
        tell(found.as_json() | {"certificate": str(target) if target and held else None})
    else:
        for name, value in found.told_rows():
            out.print(f"{name}: {value}", soft_wrap=True)
        if target is not None and held is not None:
            out.print(f"{target}: the certificate", soft_wrap=True)
        if listed is not None and found.outcome == "one":
            out.print(f"{listed}: the columns", soft_wrap=True)
    if listed is not None and found.outcome != "one":
        err.print(f"{listed}: not written, since there is no only minimiser", soft_wrap=True)
    if target is not None and held is None:
        err.print(f"no certificate was written: {found.uncertified}", soft_wrap=True)
    if found.outcome != "one":
        sys.exit(1)


def as_table(found: Solved) -> str:
    """Return the columns with the nearest doubles of the minimiser and the slacks, as text of a .csv."""
    out, slacks = io.StringIO(), found.slacks
    lines = csv.writer(out, lineterminator="\n")
    lines.writerow(["name", "x", "slack"])
    for name, v in zip(found.names, found.doubles.tolist(), strict=True):
        lines.writerow([name, repr(v), repr(nearest(slacks[name])) if name in slacks else ""])
    return out.getvalue()
