"""Tables from `.csv`: a line of names, and rows of decimals that are read exactly as written.  Claims no result."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from fractions import Fraction

from constructions.trust.digits import DECIMAL, Table, decimals
from constructions.trust.naming import unknown_column
from theory.exact import BarriersError, rational, shown

__all__ = ["read_table"]

MAX_CELLS = 2**22
"""Most cells of one table."""
MISSING = {"", "na", "n/a", "nan", "null", "none", "-", "?", "."}
Lines = list[tuple[int, list[str]]]


def read_table(content: bytes, target: str | None = None, without: Sequence[str] = ()) -> Table:
    r"""Return the table of a `.csv`; the `target` is a named column, by default the last, `without` names some to omit.

    Cells are separated by commas, semicolons, tabs or vertical bars, as the first line is.  0.1 is 1/10, not the double
    next to it.  A column of which every cell ends in .0 is one of whole numbers, which programs write so if they keep
    them as doubles.
    Raises `BarriersError` naming line and column for anything but decimals.

    >>> read_table(b"age,sex,bmi\n59,2,32.1\n48,1,21.6\n").rows[0]
    (Fraction(59, 1), Fraction(2, 1), Fraction(321, 10))
    """
    lines = _lines(content)
    if not lines:
        raise BarriersError("it is empty: a table has a line of names and rows of numbers")
    names = _header(lines[0][1])
    if len(lines) == 1:
        raise BarriersError("it holds names, but no rows of numbers")
    kept = _kept(names, without)
    wanted = names[kept[-1]] if target is None else target
    if wanted not in [names[j] for j in kept]:
        raise unknown_column(wanted, names)
    if len(kept) < 2:
        raise BarriersError("a table has at least two columns: a feature, and the target")
    rows, places, whole = [], [0] * len(kept), [True] * len(kept)
    for number, cells in lines[1:]:
        if len(cells) != len(names):
            raise BarriersError(f"line {number} has {len(cells)} cells, and the line of names has {len(names)}")
        rows.append(tuple(_cell(cells[j], number, names[j]) for j in kept))
        places = [max(k, decimals(cells[j])) for k, j in zip(places, kept, strict=True)]
        whole = [w and cells[j].endswith(".0") for w, j in zip(whole, kept, strict=True)]
    printed = tuple(0 if w else k for k, w in zip(places, whole, strict=True))
    return Table(tuple(names[j] for j in kept), tuple(rows), printed, wanted)


def _lines(content: bytes) -> Lines:
    """Return the cells of every line that is neither empty nor a comment before the names, with its number."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise BarriersError("not UTF-8 text: save it as CSV UTF-8") from None
    if max(map(text.count, ",;\t|\n")) > MAX_CELLS:
        raise BarriersError(f"tables of more than {MAX_CELLS} cells are not read")
    lines = text.splitlines()
    first = next((line for line in lines if line.strip() and not line.startswith("#")), "")
    separator = next((s for s in ",;\t|" if s in first), ",")
    found: Lines = []
    for number, line in enumerate(lines, 1):
        if not line.strip() or (not found and line.startswith("#")):
            continue
        found.append((number, next(_cells(line, separator, number))))
    return found


def _cells(line: str, separator: str, number: int) -> Iterator[list[str]]:
    try:
        for cells in csv.reader([line], delimiter=separator, strict=True):
            yield [cell.strip() for cell in cells]
    except csv.Error as error:
        raise BarriersError(f"line {number} is not CSV ({error}); a cell ends on its line") from None


def _header(cells: list[str]) -> list[str]:
    """Return the names of the columns."""
    if all(DECIMAL.fullmatch(cell) for cell in cells):
        raise BarriersError(f"the first line holds numbers: put a line of names before it, got {shown(cells)}")
    for j, cell in enumerate(cells, 1):
        if not cell:
            raise BarriersError(f"column {j} has no name; if pandas wrote the table: to_csv(path, index=False)")
    if twice := [name for j, name in enumerate(cells) if name in cells[:j]]:
        raise BarriersError(f"two columns are called {shown(twice[0])}: rename one")
    return cells


def _kept(names: list[str], without: Sequence[str]) -> list[int]:
    """Return the places of the columns that are not left out."""
    omitted = {without} if isinstance(without, str) else set(without)
    if strange := sorted(omitted - set(names)):
        raise unknown_column(strange[0], names)
    kept = [j for j, name in enumerate(names) if name not in omitted]
    if not kept:
        raise BarriersError("all columns are left out")
    return kept


def _cell(text: str, line: int, name: str) -> Fraction:
    """Return the number in a cell, exactly as it is written."""
    where = f"line {line}, column {shown(name)}"
    if DECIMAL.fullmatch(text):
        try:
            return rational(text)
        except BarriersError as error:
            raise BarriersError(f"{where}: {error}") from None
    if text.lower() in MISSING:
        raise BarriersError(f"{where}: the number is missing, got {shown(text)}; fill it, or leave out row or column")
    if DECIMAL.fullmatch(text.replace(",", ".")):
        raise BarriersError(
            f"{where}: {shown(text)} has a comma: write a point for a decimal comma, and no separators of thousands"
        )
    raise BarriersError(
        f"{where}: {shown(text)} is no decimal; leave the column out (without=[{shown(name)}], --without), or write"
        " numbers"
    )
