"""Lines of JSON to and from another process, under a deadline; values of theory as JSON, exactly.

Nothing that another process writes is unpickled or evaluated.  Claims no result.
"""

from __future__ import annotations

import json
import os
import select
import time
from collections.abc import Callable
from fractions import Fraction
from typing import Any

from constructions.files import strict_json
from theory.exact import BarriersError
from theory.layers import Layer
from theory.networks import ReluNetwork
from theory.problems import Output, Problem

__all__ = [
    "MEGABYTE",
    "Lines",
    "pack",
    "pack_output",
    "pack_problem",
    "unpack",
    "unpack_output",
    "unpack_problem",
]

MEGABYTE = 2**20
PAUSE = 20
"""So many milliseconds lie between two looks at a process."""
WHOLE = 2**53
"""Integers below are JSON's; longer ones, and rationals, are written in base 16, whose length nothing bounds."""


class Lines:
    """One JSON object a line, read from one descriptor and written to another, with no line longer than `most` bytes.

    `look`, if given, is called every `PAUSE` milliseconds with whether the other side is waited for, and may raise.
    """

    def __init__(self, source: int, sink: int, most: int, who: str, look: Callable[[bool], None] | None = None) -> None:
        self._source, self._sink, self._most, self._who, self._look = source, sink, most, who, look
        self._buffer, self._seen = bytearray(), 0
        self._next = time.monotonic() + PAUSE / 1000
        os.set_blocking(sink, False)
        self._readable, self._writable = select.poll(), select.poll()
        self._readable.register(source, select.POLLIN)
        self._writable.register(sink, select.POLLOUT)

    @property
    def rest(self) -> bool:
        """Whether there is a beginning of a line that has not ended."""
        return bool(self._buffer)

    def write(self, value: dict[str, Any], deadline: float) -> None:
        """Write one object; raises `TimeoutError` past the deadline, if the other side does not read."""
        content = memoryview(json.dumps(value).encode() + b"\n")
        while content:
            try:
                content = content[os.write(self._sink, content[:65536]) :]
            except BlockingIOError:
                self._wait(self._writable, deadline)
            except OSError:
                return  # who has closed its input may still have written; reading tells

    def read(self, deadline: float) -> dict[str, Any]:
        """Return the next object.

        Raises `TimeoutError` past the deadline, `EOFError` at the end, `BarriersError` for what is no object.
        """
        while (end := self._buffer.find(b"\n", self._seen)) < 0:
            self._seen = len(self._buffer)
            if self._seen > self._most:
                raise self._too_long()
            self._wait(self._readable, deadline)
            try:
                chunk = os.read(self._source, 65536)
            except ConnectionError:
                chunk = b""
            if not chunk:
                raise EOFError
            self._buffer += chunk
        line, self._seen = bytes(self._buffer[:end]), 0
        del self._buffer[: end + 1]
        if len(line) > self._most:
            raise self._too_long()
        value = strict_json(line, f"{self._who}'s line")
        if not isinstance(value, dict):
            raise BarriersError(f"{self._who} must write a JSON object a line, it wrote {line[:60]!r}")
        return value

    def _too_long(self) -> BarriersError:
        return BarriersError(f"{self._who} wrote a line of more than {self._most} bytes")

    def _wait(self, ready: select.poll, deadline: float) -> None:
        while True:
            now = time.monotonic()
            if now >= deadline:
                raise TimeoutError
            found = ready.poll(min(PAUSE, 1 + int(1000 * (deadline - now))))
            if self._look and now >= self._next:
                self._next = now + PAUSE / 1000
                self._look(not found)
            if found:
                return


def pack(value: Any) -> Any:
    """Return numbers, texts and tuples of them as JSON, exactly; raises `BarriersError` for anything else.

    >>> pack((1, "a", Fraction(3, 4), None))
    [1, 'a', {'q': '3/4'}, None]
    """
    if isinstance(value, tuple):
        return [pack(entry) for entry in value]
    if value is None or isinstance(value, str | bool):
        return value
    if isinstance(value, int):
        return value if abs(value) < WHOLE else {"z": f"{value:x}"}
    if isinstance(value, Fraction):
        return {"q": f"{value.numerator:x}/{value.denominator:x}"}
    raise BarriersError(f"another process is told numbers, texts and tuples alone, no {type(value).__name__}")


def unpack(value: Any) -> Any:
    """Return what was packed; raises `BarriersError` for what no `pack` returns.

    >>> unpack(pack((10**40, Fraction(-1, 3)))) == (10**40, Fraction(-1, 3))
    True
    """
    if isinstance(value, list):
        return tuple(unpack(entry) for entry in value)
    if not isinstance(value, dict):
        return value
    try:
        if "z" in value:
            return int(value["z"], 16)
        top, bottom = value["q"].split("/")
        return Fraction(int(top, 16), int(bottom, 16))
    except (KeyError, TypeError, ValueError, ArithmeticError, AttributeError):
        raise BarriersError(f"no number: {str(value)[:60]}") from None


def pack_problem(problem: Problem) -> Any:
    """Return a problem as JSON from which `unpack_problem` makes an equal one."""
    try:
        return pack(tuple(vars(problem).values()))
    except BarriersError as error:
        raise BarriersError(f"the problem {problem.name}: {error}") from None


def unpack_problem(value: Any) -> Problem:
    """Return the problem that was packed.

    >>> told = Problem("p", ("x",), 1, Fraction(1, 3), parameters=(("A", ((Fraction(1), 2), (3, "4"))),))
    >>> unpack_problem(pack_problem(told)) == told
    True
    """
    return Problem(*unpack(value))


def pack_output(output: Output) -> Any:
    """Return a vector of rationals as a JSON array, and a network as an object."""
    if isinstance(output, ReluNetwork):
        return {"layers": pack(tuple((layer.weights, layer.bias) for layer in output.layers))}
    return pack(output)


def unpack_output(value: Any) -> Any:
    """Return the output that was packed; raises `BarriersError` for what no `pack_output` returns."""
    if not isinstance(value, dict) or "layers" not in value:
        return unpack(value)
    try:
        return ReluNetwork(tuple(Layer(*layer) for layer in unpack(value["layers"])))
    except (TypeError, IndexError):
        raise BarriersError("no network") from None
