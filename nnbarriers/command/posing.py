"""The options with which `barriers solve` and `barriers trust` read a problem."""

from __future__ import annotations

import csv
import os
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any, TypeVar

import click

from nnbarriers.command.console import Q
from theory.exact import BarriersError, shown

__all__ = ["new_file", "problem_options", "said", "split"]

F = TypeVar("F", bound=Callable[..., Any])
OPTIONS = (
    click.option("--alpha", type=Q, help="Of scikit-learn's Lasso or ElasticNet, for a table."),
    click.option("--l1-ratio", "l1_ratio", type=Q, help="Of scikit-learn's ElasticNet. [default: 1, the Lasso]"),
    click.option("--no-intercept", "no_intercept", is_flag=True, help="As fit_intercept=False."),
    click.option("--lambda", "lam", type=Q, help="Instead of --alpha: min λ‖x‖₁ + ‖Ax − y‖², without intercept."),
    click.option("--target", help="The column of a table that is y. [default: the last]"),
    click.option("--without", help='Columns of a table to leave out, NAME,NAME,…; "NA,ME" if a name holds a comma.'),
    click.option("--layout", type=click.Choice(["free", "fixed"]), help="Of an .mps file. [default: free]"),
)


def problem_options(command: F) -> F:
    """Add the options that say what a file states."""
    for option in reversed(OPTIONS):
        command = option(command)
    return click.argument("path", metavar="FILE", type=click.Path(path_type=Path))(command)


def split(names: str | None) -> tuple[str, ...]:
    """Return names between commas; one that holds a comma stands in quotes, as in a .csv.

    >>> split('age, "height, cm"')
    ('age', 'height, cm')
    """
    if not names:
        return ()
    try:
        return tuple(name.strip() for name in next(csv.reader([names], skipinitialspace=True, strict=True)))
    except csv.Error:
        raise BarriersError(f'names stand between commas, in "quotes" if they hold commas: {shown(names)}') from None


def new_file(path: Path | None, ending: str) -> None:
    """Raise `BarriersError` unless a file, if one is asked for, can be a new one with this ending."""
    if path is not None and path.suffix != ending:
        raise BarriersError(f"{path}: this is written to a file ending in {ending}")
    if path is not None and os.path.lexists(path):
        raise BarriersError(f"{path}: is there, and would be lost: name a new file")


def said(
    alpha: Fraction | None, l1_ratio: Fraction | None, no_intercept: bool, lam: Fraction | None, target: str | None,
    without: str | None, layout: str | None,
) -> dict[str, Any]:  # fmt: skip
    """Return what is said, as `posed` takes it."""
    names = split(without) or None
    return {
        "alpha": alpha, "l1_ratio": l1_ratio, "intercept": False if no_intercept else None, "lam": lam,
        "target": target, "without": names, "layout": layout,
    }  # fmt: skip
