"""The command `barriers dataset`: the training sets of results A as files."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import click

from nnbarriers.command.console import Q, err, exit_codes
from nnbarriers.models import dataset
from nnbarriers.wording import equals

__all__ = ["dataset_command"]


@click.command("dataset", epilog=exit_codes())
@click.option("--points", type=int, required=True, help="The number n of points.")
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
def dataset_command(points: int, a: Fraction, delta: Fraction | None, dimension: int, path: Path) -> None:
    """Write the training set D_delta; every number in it is exactly a double."""
    data = dataset(points, a=a, delta=delta, dimension=dimension)
    data.save(path)
    err.print(
        f"{path}: {points} points in dimension {dimension}, δ {equals(data.delta)}, radius {equals(data.radius)}",
        soft_wrap=True,
    )
