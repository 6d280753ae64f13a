"""Corners of boxes around linear programs, and the programs on the way to them (T3)."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from constructions.blocks import Block
from constructions.trust.program_estimates import Corner
from constructions.trust.programs import Column, Program, Within

__all__ = ["Directions", "directed", "drawn", "still"]

SIGNS = {1: "+", -1: "-", 0: "0"}


@dataclass(frozen=True)
class Directions:
    """A corner of the box: a sign, "+", "-" or "0", for every nonzero entry of each column, of b and of c."""

    columns: tuple[str, ...]
    right: str
    cost: str

    def as_json(self) -> dict[str, Any]:
        """Return what a certificate holds; a column of zeros is empty."""
        columns = [text if text.strip("0") else "" for text in self.columns]
        return {"columns": columns, "cost": self.cost, "right": self.right}

    def moved(self, program: Program, within: Within, step: Fraction) -> Program:
        """Return the program at a step, between 0 and 1, from the centre of the box to the corner.

        >>> corner = Directions(("+", "0"), "-", "00")
        >>> corner.moved(Program.of([1, 1], [[1, 2]], [2]), Within.of("1/2"), Fraction(1, 2)).right
        Block(values=(3,), over=2)
        """
        exact = within.still(program)

        def put(text: str, values: Sequence[Fraction], still: Sequence[bool]) -> list[Fraction]:
            return [
                v if s == "0" or off else v + (step if s == "+" else -step) * within.radius(v)
                for s, v, off in zip(text, values, still, strict=True)
            ]

        columns = []
        for j, (text, column) in enumerate(zip(self.columns, program.columns, strict=True)):
            if j in exact or not text.strip("0"):
                columns.append(column)
            else:
                entries = put(text, column.entries.fractions, [False] * len(text))
                columns.append(Column.of(dict(zip(column.rows, entries, strict=True))))
        still = [j in exact for j in range(program.size)]
        right = put(self.right, program.right.fractions, [False] * program.rows)
        cost = put(self.cost, program.cost.fractions, still)
        return replace(program, columns=tuple(columns), right=Block.of(right), cost=Block.of(cost))


def still(program: Program) -> Directions:
    """Return the centre as a corner."""
    columns = tuple("0" * len(column.rows) for column in program.columns)
    return Directions(columns, "0" * program.rows, "0" * program.size)


def directed(program: Program, within: Within, corner: Corner) -> Directions:
    """Return a corner in the signs that certificates hold."""
    exact = within.still(program)
    matrix, right, cost = (part.tolist() for part in corner)
    return Directions(
        tuple(
            "".join("0" if j in exact else SIGNS[matrix[i][j]] for i in column.rows)
            for j, column in enumerate(program.columns)
        ),
        "".join(SIGNS[s] if v else "0" for s, v in zip(right, program.right.values, strict=True)),
        "".join(
            SIGNS[s] if v and j not in exact else "0"
            for j, (s, v) in enumerate(zip(cost, program.cost.values, strict=True))
        ),
    )


def drawn(program: Program, within: Within, source: random.Random) -> Iterator[Directions]:
    """Yield a random corner and the one opposite to it."""
    exact, turned = within.still(program), str.maketrans("+-", "-+")

    def signs(values: Sequence[int], still: Callable[[int], bool] = lambda _: False) -> str:
        return "".join(source.choice("+-") if v and not still(j) else "0" for j, v in enumerate(values))

    columns = tuple(
        signs(column.entries.values, lambda _, j=j: j in exact)  # type: ignore[misc]
        for j, column in enumerate(program.columns)
    )
    first = Directions(columns, signs(program.right.values), signs(program.cost.values, lambda j: j in exact))
    yield first
    opposite = tuple(text.translate(turned) for text in first.columns)
    yield Directions(opposite, first.right.translate(turned), first.cost.translate(turned))
