"""What an algorithm raises, in one line that names the place.

Serves every result; claims none.
"""

from __future__ import annotations

from functools import partial
from inspect import unwrap
from linecache import getline
from pathlib import PurePath
from traceback import format_exception, walk_tb
from types import TracebackType
from typing import Any

from theory.exact import BarriersError

__all__ = ["AlgorithmError", "message", "told_exception"]

MOST_TOLD = 20_000
"""So many characters of a traceback are kept."""


class AlgorithmError(BarriersError):
    """The algorithm raised an error, broke the rules or ended its process; `traceback` is the whole story, or empty."""

    def __init__(self, told: str, traceback: str = "") -> None:
        super().__init__(told)
        self.traceback = traceback
        if traceback:
            self.add_note(traceback)


def told_exception(error: BaseException, algorithm: Any) -> AlgorithmError:
    """Return what an algorithm raised as one line that names the place, in the algorithm's own file if it is there.

    >>> def inverse(problem, oracle, tape):
    ...     return 1 / oracle
    >>> try:
    ...     inverse(None, 0, None)
    ... except ZeroDivisionError as error:
    ...     print(told_exception(error, inverse))  # doctest: +ELLIPSIS
    the algorithm raised ZeroDivisionError: division by zero (..., line 2: return 1 / oracle)
    """
    if isinstance(error, AlgorithmError):
        return error
    inner = error.__traceback__ and error.__traceback__.tb_next  # the first frame is the caller's
    try:
        text = "".join(format_exception(type(error), error, inner))[-MOST_TOLD:]
    except BaseException:  # its own text may raise anything
        text = ""
    if isinstance(error, BarriersError):
        return AlgorithmError(f"the algorithm broke the rules: {error}", text)
    place = _place(inner, algorithm)
    return AlgorithmError(f"the algorithm raised {type(error).__name__}{message(error)}{place}", text)


def _place(inner: TracebackType | None, algorithm: Any) -> str:
    """Return the place of the innermost frame in the algorithm's own file, or else of the innermost, if any."""
    frames = [(frame.f_code.co_filename, line) for frame, line in walk_tb(inner)]
    if not frames:
        return ""
    own = _file(algorithm)
    name, line = next((place for place in reversed(frames) if place[0] == own), frames[-1])
    source = " ".join(getline(name, line).split())[:80]
    return f" ({PurePath(name).name}, line {line}{source and f': {source}'})"


def _file(algorithm: Any) -> str | None:
    """Return the name of the file that an algorithm was written in, through partial functions, methods and objects."""
    while isinstance(algorithm, partial):
        algorithm = algorithm.func
    algorithm = unwrap(algorithm)
    if not hasattr(algorithm, "__code__"):  # a method has it
        algorithm = getattr(type(algorithm), "__call__", None)  # noqa: B004 (its code is wanted)
    found: str | None = getattr(getattr(algorithm, "__code__", None), "co_filename", None)
    return found


def message(error: BaseException) -> str:
    r"""Return an error's text on one line, after a colon; nothing if it cannot be told.

    >>> message(ValueError("two\nlines")), message(ValueError())
    (': two lines', '')
    """
    try:
        text = " ".join(str(error).split())[:120]
    except BaseException:
        return ""
    return text and f": {text}"
