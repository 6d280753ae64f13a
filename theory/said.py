"""What an algorithm says of its own output: a status, a gap, a version.  Recorded and quoted, never trusted.

Serves B, C, D, X: no claim rests on it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from theory.exact import BarriersError, printable, shown

__all__ = ["Said", "Texts", "read_said", "unsaid"]

Texts = tuple[tuple[str, str], ...]
"""Short texts by name, in order of the names."""
MOST, NAME, TEXT = 16, 40, 300


@dataclass(frozen=True)
class Said:
    """An output, or None, and what the algorithm says of it: short texts by name, such as "status" and "gap".

    >>> Said([1, 0], {"status": "optimal"}).said
    {'status': 'optimal'}
    """

    output: Any
    said: dict[str, str]


def unsaid(answer: Any) -> tuple[Any, Texts]:
    """Return an answer without what is said of it, and what is said.

    >>> unsaid([1, 0]), unsaid(Said(None, {"status": "stalled"}))
    (([1, 0], ()), (None, (('status', 'stalled'),)))
    """
    return (answer.output, read_said(answer.said)) if isinstance(answer, Said) else (answer, ())


def read_said(value: Any) -> Texts:
    """Return what was said, with every character in sight; raises `BarriersError` for what is no dict of short texts.

    >>> read_said({"status": "optimal", "gap": "1e-9"})
    (('gap', '1e-9'), ('status', 'optimal'))
    """
    entries: list[tuple[Any, Any]] = (
        list(value.items()) if type(value) is dict and len(value) <= MOST else [(None, None)]
    )
    if not all(type(k) is str and type(v) is str and len(k) <= NAME and len(v) <= TEXT for k, v in entries):
        raise BarriersError(
            f"what an algorithm says of its output is at most {MOST} texts of at most {TEXT} characters by names of at"
            f" most {NAME}, got {shown(value)}"
        )
    return tuple(sorted((printable(k), printable(v)) for k, v in entries))
