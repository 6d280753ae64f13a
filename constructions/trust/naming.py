"""Names of columns in messages.  Claims no result."""

from __future__ import annotations

from collections.abc import Sequence

from theory.exact import BarriersError, shown

__all__ = ["listed", "quoted", "unknown_column"]

LISTED = 12


def quoted(name: str) -> str:
    """Return a name, in quotes if it holds what stands between names.

    >>> quoted("age"), quoted("humidity, %")
    ('age', '"humidity, %"')
    """
    return f'"{name}"' if set(name) & set(',;"') or name != name.strip() else name


def listed(names: Sequence[str], most: int = LISTED) -> str:
    """Return names between commas, as many as are read.

    >>> listed(["a", "b, c"]), listed(["a", "b", "c"], 2)
    ('a, "b, c"', 'a, b and 1 more')
    """
    more = len(names) - most
    return ", ".join(map(quoted, names[:most])) + (f" and {more} more" if more > 0 else "")


def unknown_column(name: str, known: Sequence[str], where: str = "") -> BarriersError:
    """Return the error for a name of no column; `where` is what held it.

    >>> str(unknown_column("z", ["a", "b"]))
    "no column is called 'z': there are a, b"
    """
    return BarriersError(f"{where}{where and ': '}no column is called {shown(name)}: there are {listed(known)}")
