"""The command `barriers dataset`: the training sets of results A as files."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import click

from nnbarriers.command.console import Q, err, exit_codes
from nnbarriers.models import dataset
from nnbarriers.wording import equals
from theory.exact import BarriersError, shown

__all__ = ["dataset_command"]


@click.command("dataset", epilog=exit_codes())
@click.option("--points", type=int, default=None, help="The number n of points.")
@click.option(
    "--hidden",
    default=None,
    metavar="N_1,N_2,…",
    help="Instead of --points: hidden widths, such as 64,64; the least n for which A3 promises something of them.",
)
@click.option("--a", "a", type=Q, default="1", show_default=True, help="The parameter of f_a, in [1/2, 1].")
@click.option(
    "--delta",
    type=Q,
    default=None,
    help="Size of the tiny print; a double, at most the radius. [default: the largest power of two]",
)
@click.option("--dimension", type=int, default=2, show_default=True, help="The dimension d of the points, at least 2.")
@click.option(
    "-o", "path", type=click.Path(path_type=Path), required=True, help="A file ending in .npz, .csv or .json."
)
def dataset_command(
    points: int | None, hidden: str | None, a: Fraction, delta: Fraction | None, dimension: int, path: Path
) -> None:
    """Write the training set D_delta; every number in it is exactly a double."""
    widths = None if hidden is None else widths_of(hidden)
    data = dataset(points, hidden=widths, a=a, delta=delta, dimension=dimension)
    data.save(path)
    err.print(
        f"{path}: {len(data)} points in dimension {dimension}, δ {equals(data.delta)}, radius {equals(data.radius)}",
        soft_wrap=True,
    )


def widths_of(text: str) -> tuple[int, ...]:
    """Return widths that are written with commas between them; raises `BarriersError` for anything else."""
    parts = text.split(",")
    if not all(part.strip().isascii() and part.strip().isdigit() for part in parts):
        raise BarriersError(f"--hidden takes whole numbers with commas between them, such as 64,64; got {shown(text)}")
    return tuple(map(int, parts))
