"""The problems of certificates of T: data of linear programs and of regressions, whose names the claims hold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from .blocks import Scaled, block, together
from .packing import Work
from .reading import digest, fields, items, number, require, states, whole

PROGRAM = ("columns", "cost", "lower", "right", "upper")
Bounds = list[Fraction | None]
Column = list[tuple[int, int]]
"""Rows and the entries there; the others are 0."""


@dataclass(frozen=True)
class Program:
    """The columns of A, b and c over one denominator, and the bounds."""

    columns: list[Column]
    right: list[int]
    cost: list[int]
    over: int
    lower: Bounds
    upper: Bounds


@dataclass(frozen=True)
class Regression:
    """The columns of A, y, and the weights of the rows."""

    columns: list[Scaled]
    y: Scaled
    weights: Scaled


def read_program(condition: str, claim: dict[str, Any], value: Any) -> Program:
    """Check that the data fit together and are those of the claim; return them over one denominator."""
    data = fields(value, "data", *PROGRAM)
    states(condition, claim, data_sha256=digest(data))
    parts = [fields(column, "column", "over", "rows", "values") for column in items(data["columns"], "columns")]
    rows = [[whole(i, "row") for i in items(part["rows"], "rows")] for part in parts]
    blocks = [block({key: part[key] for key in ("over", "values")}, "column") for part in parts]
    right, cost = block(data["right"], "right"), block(data["cost"], "cost")
    lower, upper = (
        [None if v is None else number(v, key) for v in items(data[key], key)] for key in ("lower", "upper")
    )
    m, n = len(right[0]), len(blocks)
    states(condition, claim, rows=m, columns=n)
    require(condition, m > 0 and n > 0, "A must have a row and a column at least")
    require(condition, len(cost[0]) == len(lower) == len(upper) == n, "cost and bounds must have an entry a column")
    fits = all(ascending(i, m) and len(i) == len(values) and all(values) for i, (values, _) in zip(rows, blocks))
    require(condition, fits, "a column must be its nonzero entries, row by row")
    fits = all(low is None or high is None or low <= high for low, high in zip(lower, upper))
    require(condition, fits, "a lower bound is above an upper one")
    (*columns, b, c), over = together([*blocks, right, cost], Work())
    return Program([list(zip(i, values)) for i, values in zip(rows, columns)], b, c, over, lower, upper)


def ascending(indices: Sequence[int], end: int) -> bool:
    """Tell whether indices increase strictly from at least 0 to less than an end."""
    return all(i < j for i, j in zip([-1, *indices], [*indices, end]))


def read_regression(claim: dict[str, Any], value: Any, condition: str) -> Regression:
    """A has a row and a column at least, all lengths fit, no weight is negative, and the claim names the data."""
    body = fields(value, "data", "columns", "row_weights", "y")
    states(condition, claim, data_sha256=digest(body))
    columns, y = [block(column, "column") for column in items(body["columns"], "columns")], block(body["y"], "y")
    weights = ([1] * len(y[0]), 1) if body["row_weights"] is None else block(body["row_weights"], "row_weights")
    fits = len(y[0]) > 0 and all(len(column) == len(y[0]) for column, _ in [*columns, weights])
    require(condition, fits, "y must have an entry at least, and columns and weights as many")
    require(condition, min(weights[0]) >= 0, "no weight of a row may be negative")
    states(condition, claim, rows=len(y[0]), columns=len(columns))
    require(condition, len(columns) > 0, "A must have a column at least")
    return Regression(columns, y, weights)
