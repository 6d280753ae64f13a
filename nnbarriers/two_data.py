"""The two data of a box that have different answers (T3): problems that `solve` takes, and tables to write."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

from constructions.trust import program_trust, regression_trust
from constructions.trust.boxes import moved
from constructions.trust.digits import MOST_DIGITS
from constructions.trust.posed import Posed
from constructions.trust.programs import Within
from constructions.trust.regressions import Radii, Regression
from constructions.trust.table_files import read_table
from constructions.vnnlib import plain_decimal
from nnbarriers.boxes import Boxed
from nnbarriers.posing import names_of
from theory.exact import BarriersError

__all__ = ["decimal_text", "may_be_tables", "table_text", "two_data", "two_places"]

BITS = 4000
"""Numbers of more bits are not written; nor are decimals of more places than are read."""
SCALED = "thresholds are those of this table's own scales, rounded down"


def two_data(boxed: Boxed, found: regression_trust.Trust | program_trust.Trust) -> tuple[Posed, Posed]:
    """Return the data of both answers, exactly; behind a scaler with the thresholds of their own scales."""
    assert found.answers is not None
    one, two = (_datum(boxed, found, k) for k in (0, 1))
    return one, two


def _datum(boxed: Boxed, found: regression_trust.Trust | program_trust.Trust, k: int) -> Posed:
    assert found.answers is not None
    words = f"{'first' if not k else 'second'} of two data in the box"
    posed, read_as = boxed.posed, (*boxed.posed.read_as, words)
    if isinstance(found, program_trust.Trust):
        assert isinstance(boxed.within, Within)
        at = found.answers[k]
        return replace(posed, problem=at.corner.moved(found.program, boxed.within, at.multiple), read_as=read_as)
    assert isinstance(boxed.within, Radii)
    answer = found.answers[k]
    data = moved(found.problem, boxed.within, answer.corner, answer.step)
    if boxed.rescaled:
        data, read_as = boxed.rescaled(data)[0], (*read_as, SCALED)
    return replace(posed, problem=data, read_as=read_as)


def table_text(posed: Posed) -> str:
    """Return the table of a regression as text of a .csv, every number exactly.

    Names and order are those of the table that was read, if it was one, and numbers have no fewer decimals; else the
    target comes last.

    >>> from nnbarriers.posing import posed
    >>> print(table_text(posed({"X": [[0.5, 2]], "y": [1], "alpha": 1})), end="")
    x0,x1,y
    0.5,2,1
    """
    may_be_tables(posed)
    problem = posed.problem
    assert isinstance(problem, Regression)
    names, out = names_of(problem), io.StringIO()
    held = {names[j]: problem.columns[j].fractions for j in range(problem.size) if j not in problem.intercepts}
    target = (
        posed.table.target
        if posed.table
        else next(name for name in ("y", "target", *map("y{}".format, range(len(held) + 1))) if name not in held)
    )
    held[target] = problem.y.fractions
    order = posed.table.names if posed.table else tuple(held)
    places = posed.table.decimals if posed.table else (0,) * len(order)
    lines = csv.writer(out, lineterminator="\n")
    lines.writerow(order)
    for row in zip(*(held[name] for name in order), strict=True):
        lines.writerow([decimal_text(v, least) for v, least in zip(row, places, strict=True)])
    text = out.getvalue()
    _reads_back(text, target, {name: held[name] for name in order})
    return text


def may_be_tables(posed: Posed) -> None:
    """Raise `BarriersError` for a problem whose data are no table: a linear program, or one with sample weights."""
    if not isinstance(posed.problem, Regression):
        raise BarriersError("a linear program is no table: in Python, `data` holds both programs")
    if posed.problem.row_weights is not None:
        raise BarriersError("a table has no sample weights: in Python, `data` holds both problems")


def _reads_back(text: str, target: str, columns: Mapping[str, Sequence[Fraction]]) -> None:
    """Raise `BarriersError` unless a table is read as what it was written from."""
    try:
        table = read_table(text.encode(), target)
    except (BarriersError, UnicodeEncodeError) as error:
        raise BarriersError(f"a table cannot hold these names, or numbers; `data` in Python does ({error})") from None
    if table.names != tuple(columns) or list(zip(*table.rows, strict=True)) != list(map(tuple, columns.values())):
        raise BarriersError("a table would be read with other names: in Python, `data` holds both problems")


def two_places(path: Path) -> tuple[Path, Path]:
    """Return NAME-1.csv and NAME-2.csv for NAME.csv; raises `BarriersError` for another ending, and if they are there.

    >>> two_places(Path("out/data.csv"))[1].name
    'data-2.csv'
    """
    if path.suffix != ".csv":
        raise BarriersError(f"{path}: tables are written to files ending in .csv")
    one, two = (path.with_name(f"{path.stem}-{k}.csv") for k in (1, 2))
    if there := [place for place in (one, two) if os.path.lexists(place)]:
        raise BarriersError(f"{there[0]}: is there, and would be lost: name a new file")
    return one, two


def decimal_text(value: Fraction, least: int = 0) -> str:
    """Return a rational as the finite decimal that it is; raises `BarriersError` if it is none, or a very long one.

    >>> decimal_text(Fraction(-1, 8)), decimal_text(Fraction(12)), decimal_text(Fraction(17, 10), 2)
    ('-0.125', '12', '1.70')
    """
    text = plain_decimal(value, MOST_DIGITS) if value.numerator.bit_length() <= BITS else None
    if text is None:
        raise BarriersError("a number of these data is no short decimal: in Python, `data` holds them as fractions")
    whole, part = text.removesuffix(".0").partition(".")[::2]
    part = part.ljust(least, "0")
    return f"{whole}.{part}" if part else whole
