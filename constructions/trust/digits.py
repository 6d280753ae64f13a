"""Printed digits: a decimal of k digits after the point stands for all numbers within half a unit of the last of them.

Where a table says no more, these are the radii of its columns.  A column of whole numbers is known to within 1/2 like
any other, unless it is said to be exact.  Claims no result.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from constructions.trust.naming import unknown_column
from constructions.trust.regressions import Radii, Regression
from theory.exact import BarriersError, Brief, natural, rational, shown

__all__ = ["MOST_DIGITS", "Table", "as_printed", "decimals", "radii_of_digits"]

ZERO = Fraction(0)
DECIMAL = re.compile(r"[+-]?(?:[0-9]+\.?|[0-9]*\.([0-9]+))(?:[eE]([+-]?[0-9]{1,8}))?", re.ASCII)
MOST_DIGITS = 1000


def decimals(value: Any) -> int:
    """Return how many decimals are printed: of a text, or of the shortest one that reads back as this double.

    Powers of ten shift the point, and 1e5 counts as 100000, with none.  Raises `BarriersError` for what is no number.

    >>> decimals("0.10"), decimals(0.1), decimals("1.5e-3"), decimals(7), decimals("1e5")
    (2, 1, 4, 0, 0)
    """
    value = _plain(value)
    if isinstance(value, bool):
        return 0
    text = _text(value)
    if not isinstance(value, str) and text.endswith(".0"):
        text = text[:-2]
    match = DECIMAL.fullmatch(text)
    if match is None:
        raise BarriersError(f"digits are those of decimals such as 0.25 or 1e-3, got {shown(value)}")
    places = len(match[1] or "") - int(match[2] or 0)
    if places > MOST_DIGITS:
        raise BarriersError(f"at most {MOST_DIGITS} decimals are read, got {shown(value)}")
    return max(0, places)


def as_printed(rows: Any) -> tuple[tuple[Fraction, ...], ...]:
    """Return the rows of a table of doubles as the decimals that they are printed as, the shortest that read back.

    >>> as_printed([[0.1, 2.0]])
    ((Fraction(1, 10), Fraction(2, 1)),)
    """
    plain = ([_plain(v) for v in row] for row in _listed(rows))
    return tuple(tuple(Fraction(int(v)) if isinstance(v, bool) else rational(_text(v)) for v in row) for row in plain)


@dataclass(frozen=True, repr=False)
class Table(Brief):
    """A table of numbers with the names of its columns, the target among them, and how many decimals each has.

    >>> Table(("a", "y"), ((Fraction(1, 4), Fraction(2)),), (2, 0), "y").features
    ('a',)
    """

    names: tuple[str, ...]
    rows: tuple[tuple[Fraction, ...], ...]
    decimals: tuple[int, ...]
    target: str

    @property
    def told(self) -> str:
        """The shape and the target."""
        return f"{len(self.rows)} rows, {len(self.features)} features, target {shown(self.target)}"

    @property
    def features(self) -> tuple[str, ...]:
        """The names of the columns but the target."""
        return tuple(name for name in self.names if name != self.target)

    def split(self) -> tuple[tuple[tuple[Fraction, ...], ...], tuple[Fraction, ...]]:
        """Return the rows of the features, and the target."""
        place = self.names.index(self.target)
        return tuple((*row[:place], *row[place + 1 :]) for row in self.rows), tuple(row[place] for row in self.rows)

    def radii(self, problem: Regression, digits: int | None = None, exact: Iterable[str] = ()) -> Radii:
        """Return the box around a problem of this table, as wide as its printed digits say; the intercept is exact.

        >>> table = Table(("a", "y"), ((Fraction(1, 4), Fraction(2)), (Fraction(1), Fraction(3))), (2, 0), "y")
        >>> table.radii(Regression.scikit(*table.split(), 1), exact=["y"]).columns
        (Fraction(1, 200), Fraction(0, 1))
        """
        found = dict(zip(self.names, radii_of_digits(self, digits, exact=exact), strict=True))
        columns = [found[name] for name in self.features]
        return Radii.of(problem, [*columns, *(ZERO,) * (problem.size - len(columns))], y=found[self.target])


def radii_of_digits(
    table: Any, digits: int | None = None, *, exact: Iterable[str] = (), names: Sequence[str] = ()
) -> tuple[Fraction, ...]:  # fmt: skip
    """Return half a unit of the last printed decimal for every column of a table, 0 for those that are `exact`.

    `table` is a `Table`, or rows of doubles or texts with `names`; `digits` says how many decimals all columns have, by
    default the most that occur in each.  Raises `BarriersError` for names that there are not.

    >>> radii_of_digits([[0.25, 7], [1.5, 8]], exact=["n"], names=["a", "n"]), radii_of_digits([[3]], 2)
    ((Fraction(1, 200), Fraction(0, 1)), (Fraction(1, 200),))
    """
    if isinstance(table, Table):
        known, places = table.names, table.decimals
    else:
        rows = _listed(table)
        known = tuple(names) or _names(table, len(rows[0]))
        places = (
            (0,) * len(known) if digits is not None else tuple(max(map(decimals, c)) for c in zip(*rows, strict=True))
        )
        if len(rows[0]) != len(known):
            raise BarriersError(f"{len(rows[0])} columns have {len(known)} names")
    if digits is not None:
        places = (natural(digits, "digits", 0, MOST_DIGITS),) * len(known)
    left_out = {exact} if isinstance(exact, str) else set(exact)
    if strange := sorted(left_out - set(known)):
        raise unknown_column(strange[0], known)
    return tuple(ZERO if name in left_out else Fraction(1, 2 * 10**k) for name, k in zip(known, places, strict=True))


def _names(table: Any, size: int) -> tuple[str, ...]:
    """Return the names of the columns of a data frame; of anything else their numbers."""
    return tuple(map(str, table.columns)) if hasattr(table, "columns") else tuple(f"x{j}" for j in range(size))


def _listed(table: Any) -> list[list[Any]]:
    """Return a table as rows of plain numbers, or texts."""
    for name in ("toarray", "to_numpy", "tolist"):
        table = getattr(table, name)() if hasattr(table, name) else table
    try:
        rows = [list(row) for row in table]
    except TypeError:
        raise BarriersError(f"a table has rows of numbers, got {type(table).__name__}") from None
    if not rows or not rows[0] or any(len(row) != len(rows[0]) for row in rows):
        raise BarriersError("a table has at least one row and one column, and rows of one length")
    return rows


def _text(value: Any) -> str:
    """Return a text as it is, a number as the shortest decimal that reads back."""
    return value.strip() if isinstance(value, str) else repr(value)


def _plain(value: Any) -> Any:
    """Return a scalar of NumPy's as Python's own."""
    return value.item() if hasattr(value, "dtype") else value
