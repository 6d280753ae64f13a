"""The published experiment on inexact input ([CAH], C1), computed anew from its description, with its two defects.

lambda = 1 and y = e_1. The inputs 1 and 2 of index n have the first rows (a + h, a) and (a, a + h), a = (sqrt(2)/3)
10^K, h = 2^-(n+1); their minimisers are c e_1 and c e_2, c = 1/(a + h), about 3 10^-K apart. A FIRENET of 30 restarts
of 50 layers, built from input 2, is compared with the minimiser of input 1. The 20 further rows and columns of the
script, and its cosine transform, are left out: y is zero in those rows, so z is in those columns, and the transform is
orthonormal. Runs are in floats, which the script's step sizes do not forgive: its last digits depend on the order of
the sums. No line of it is used. The commands that show its defects are in theory/SOURCE_NOTES.md, notes 24, 25.
"""

from __future__ import annotations

from fractions import Fraction
from functools import cache

import numpy as np

from constructions.firenet import State, block
from constructions.operators import Array, as_operator
from theory.exact import rational

__all__ = ["QUOTED", "answer", "entries", "errors", "level_of_doubles", "step_product", "table"]

DIGITS, LEVELS = (1, 3, 6), (10, 20, 30)
LAYERS, RESTARTS, DELTA = 50, 30, 1e-6
FURTHER = 20
"""Columns in which every minimiser is zero."""
QUOTED = {
    (1, 10): ("0.2597823", "0.1500233"), (1, 20): ("0.2598049", "0.1500000"), (1, 30): ("0.2598051", "0.1500000"),
    **{(3, n): ("0.0025980", "0.0015000") for n in LEVELS}, **{(6, n): ("0.0000015", "0.0000015") for n in LEVELS},
}  # fmt: skip
"""(K, n) -> the error of a FIRENET as the script prints it, and with its index mended: quotations."""


def entries(digits: int, level: int) -> tuple[np.float64, np.float64]:
    """Return a and a + h in doubles, by the script's formula: gamma/rho and gamma/(rho - t), rho = 5/6.

    >>> a, larger = entries(1, 10)
    >>> bool(abs(larger - a - 2.0**-11) < 1e-14)
    True
    """
    rho = np.float64(1 - 1 / 6)
    gamma = np.sqrt(2) * rho * 10**digits / 3
    part = 2.0 ** -(level + 1) / gamma * rho
    return gamma / rho, gamma / (rho - part * rho / (1 + part))


def steps(norm: float, *, valid: bool) -> float:
    """The two step sizes, which are equal: a little below 1/||A||, or the script's 1/sqrt(||A||) - 10^-4."""
    return (1 - 2.0**-20) / norm if valid else norm**-0.5 - 1e-4


def step_product(digits: int) -> float:
    """Return the script's tau sigma ||A||^2 at n = 10; at most 1 is required (E1).

    >>> [float(f"{step_product(digits):.3g}") for digits in (1, 3, 6)]
    [6.66, 663.0, 562000.0]
    """
    norm = float(np.hypot(*entries(digits, 10)))
    return (steps(norm, valid=False) * norm) ** 2


def answer(digits: int, level: int, *, valid: bool, data: tuple[Array, Array] | None = None) -> Array:
    """Return what the network of input 2, or of `data` (A, y), says to y, with the script's steps or valid ones."""
    matrix, y = data or (np.array([entries(digits, level)]), np.ones(1))
    norm = float(np.linalg.norm(matrix, 2))
    tau, gap = rational(steps(norm, valid=valid)), 1.0
    operator, state = as_operator(matrix, np.float64), State(np.zeros(matrix.shape[1]), y, np.zeros(matrix.shape[1]))
    for _ in range(RESTARTS):
        gap = float(np.exp(-1)) * (gap + DELTA)
        theta = rational(2 * norm / (LAYERS * gap))
        for layer in block(LAYERS, Fraction(1), tau / theta, tau * theta):
            state = layer(state, operator, y)
    return state.z


@cache
def errors(digits: int, level: int) -> dict[str, float]:
    """Return distances: of the network's answer from what the script compares it with, and of the minimisers.

    The script's loop over K counts 0, 1, 2 in the variable that says which input is meant, 2. So it compares with c
    times the unit vector of the column 0 - 2, 1 - 2, 2 - 2, as Python counts them: for K = 1 and 3 one of the last two,
    in which no minimiser has an entry; for K = 6 the first. For K = 3 its network is that of input 1, whose answer
    is that of input 2 with the two entries exchanged: the distance is the same.
    """
    c = 1 / entries(digits, level)[1]
    columns = {"printed": DIGITS.index(digits) - 2, "mended": 0, "valid": 0}
    found = {}
    for name, column in columns.items():
        x = np.zeros(2 + FURTHER)
        x[column] = c
        x[:2] -= answer(digits, level, valid=name == "valid")
        found[name] = float(np.linalg.norm(x))
    return found | {"apart": float(np.sqrt(2) * c), "least": 10.0**-digits}


def level_of_doubles(digits: int) -> int:
    """Return the largest n for which the two inputs differ as doubles: a and a + h are then two numbers.

    >>> [level_of_doubles(digits) for digits in (1, 3, 6)]
    [48, 43, 33]
    """
    return max(n for n in range(1, 80) if len(set(entries(digits, n))) == 2)


def table() -> str:
    """Return the table for people, in Markdown, with seven digits as the script has them."""
    names = (
        "as printed", "computed anew", "index mended", "computed anew", "valid step sizes",
        "distance of the minimisers", "10^−K",
    )  # fmt: skip
    lines = ["| K | n | " + " | ".join(names) + " |", "|---" * (2 + len(names)) + "|"]
    for (digits, level), (printed, mended) in QUOTED.items():
        found = {name: f"{value:.7f}" for name, value in errors(digits, level).items()}
        values = (printed, found.pop("printed"), mended, *found.values())
        lines.append(f"| {digits} | {level} | " + " | ".join(values) + " |")
    return "\n".join([*lines, ""])
