"""Files `.nnet`, the text format of the ACAS Xu networks: sizes, bounds, means and ranges, then weights and biases.

A decimal number is the rational that it is.  Claims no result.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from constructions.interchange.described import Described
from constructions.interchange.stack import MAX_WEIGHTS, Stack, network_of
from theory.exact import BarriersError, rational, shown

__all__ = ["read_nnet"]

NUMBER = re.compile(r"[+-]?(\d{1,40}\.?\d{0,400}|\.\d{1,400})([eE][+-]?\d{1,3})?", re.ASCII)
"""A decimal number; the exponents of doubles have three digits at most."""
MAX_LAYERS = 10_000


def read_nnet(content: bytes, name: str) -> Described:
    """Return the network of a `.nnet` with the normalisation of its inputs and outputs folded in, exactly.

    Inputs become (x - mean)/range, outputs y·range + mean.  The bounds of the inputs are read and not used: to clip a
    point to them is what some tools do before they evaluate the network, and no part of it.  Neither is the greatest
    width, which tools count differently.  Raises `BarriersError` naming the line that is wrong.
    """
    try:
        lines = content.decode("utf-8").splitlines()
    except UnicodeDecodeError:
        raise BarriersError(f"{name}: not UTF-8 text") from None
    return _Lines(lines, name).described()


class _Lines:
    """The lines of a file, read one after the other."""

    def __init__(self, lines: list[str], name: str) -> None:
        self.name, self.number = name, 0
        self.rest: Iterator[str] = iter(lines)

    def error(self, what: str) -> BarriersError:
        """Return an error about the line that was read last."""
        return BarriersError(f"{self.name}: line {self.number}: {what}")

    def line(self) -> str:
        """Return the next line."""
        self.number += 1
        found = next(self.rest, None)
        if found is None:
            raise self.error("the file ends before the network that it announces")
        return found.strip()

    def words(self, count: int, what: str, line: str | None = None) -> list[str]:
        """Return the entries of the next line; there may be a comma after the last one."""
        text = self.line() if line is None else line
        words = [word.strip() for word in text.removesuffix(",").split(",")]
        if len(words) != count:
            raise self.error(f"{count} {what} are expected, got {shown(text)}")
        return words

    def numbers(self, count: int, what: str) -> list[Fraction]:
        """Return the decimal numbers of the next line."""
        words = self.words(count, what)
        if odd := next((word for word in words if not NUMBER.fullmatch(word)), None):
            raise self.error(f"{what} are decimal numbers, got {shown(odd)}")
        return [rational(word) for word in words]

    def naturals(self, count: int, what: str, line: str | None = None) -> list[int]:
        """Return the whole numbers, from 1 on, of the next line."""
        words = self.words(count, what, line)
        if not all(re.fullmatch(r"[1-9]\d{0,8}", word, re.ASCII) for word in words):
            raise self.error(f"{what} are whole numbers from 1 on, got {shown(', '.join(words))}")
        return [int(word) for word in words]

    def sizes(self) -> list[int]:
        """Return the widths, from the first lines after the comments."""
        line = self.line()
        while not line or line.startswith("//"):
            line = self.line()
        layers, inputs, outputs, _ = self.naturals(4, "sizes", line)
        if layers > MAX_LAYERS:
            raise self.error(f"{layers} layers are more than the {MAX_LAYERS} that are read")
        widths = self.naturals(layers + 1, "widths")
        if (widths[0], widths[-1]) != (inputs, outputs):
            raise self.error(f"the widths begin and end with {inputs} and {outputs}, got {shown(widths)}")
        if sum((n + 1) * m for n, m in pairwise(widths)) > MAX_WEIGHTS:
            raise self.error(f"a network of more than {MAX_WEIGHTS} weights is not read")
        return widths

    def described(self) -> Described:
        """Return the network."""
        widths = self.sizes()
        inputs, outputs = widths[0], widths[-1]
        self.line()  # a flag that is not used any more
        for bound in ("least inputs", "greatest inputs"):
            self.numbers(inputs, bound)
        *means, mean = self.numbers(inputs + 1, "means")
        *ranges, size = self.numbers(inputs + 1, "ranges")
        if 0 in (*ranges, size):
            raise self.error("a range is 0")
        stack = Stack(inputs)
        try:
            stack.shift([-v for v in means])
            stack.scale([1 / v for v in ranges])
            for number, (columns, rows) in enumerate(pairwise(widths)):
                if number:
                    stack.relu()
                weights = [self.numbers(columns, "weights") for _ in range(rows)]
                stack.affine(weights, [self.numbers(1, "biases")[0] for _ in range(rows)])
            stack.scale([size] * outputs)
            stack.shift([mean] * outputs)
        except BarriersError as error:
            raise error if str(error).startswith(f"{self.name}: ") else self.error(str(error)) from None
        self.number += 1
        if any(line.strip() for line in self.rest):
            raise self.error("there is more than the network that the file announces")
        plain = {*means, mean} == {Fraction(0)} and {*ranges, size} == {Fraction(1)}
        folded = "" if plain else ", normalisation of inputs and outputs folded in"
        return Described.of(network_of(stack.layers(), self.name), folded)
