"""Certificates of E0: z is near every sparse vector that the data admit, wherever z comes from.

F(z) = lambda ||z||_1 + ||Az - y||_2.  For s-sparse x with ||Ax - y||_2 <= noise, ||z - x||_2 <= C^ (F(z) - F(x) +
2 ||Ax - y||_2) by the null space property (E0), and F(x) >= <u, y> for a dual vector u.  Norms are compared by squares.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from .reading import (
    MAX_WORK,
    Unsupported,
    at_most,
    digest,
    fields,
    items,
    number,
    numbers,
    require,
    states,
    told,
    whole,
    words_of,
)
from .vectors import ZERO, Vector, dot

CLAIM = ("bound", "data_sha256", "lambda", "noise", "order", "z")
SCALARS = ("gamma", "isometry", "residual", "rho", "scale", "sharpness")


def check(claim: Any, witness: Any, result: str) -> list[str]:
    """Check all conditions in order; return what was checked."""
    claim, body = fields(claim, "claim", *CLAIM), fields(witness, "witness", "matrix", "u", "y", *SCALARS)
    rows = [numbers(row, "matrix") for row in items(body["matrix"], "matrix")]
    y, z, u = numbers(body["y"], "y"), numbers(claim["z"], "z"), numbers(body["u"], "u")
    given = {name: number(body[name], name) for name in SCALARS}
    given |= {name: number(claim[name], name) for name in ("lambda", "noise")}
    order = whole(claim["order"], "order")
    states("RC.1", claim, data_sha256=digest({"matrix": body["matrix"], "y": body["y"]}))
    require("RC.1", len(y) == len(u) == len(rows) > 0, "A must have as many rows as y and u have entries")
    require("RC.1", len(z) > 0 and all(len(row) == len(z) for row in rows), "A must have as many columns as z")
    require("RC.1", order > 0 and given["noise"] >= 0, "the order must be >= 1 and the noise >= 0")
    words = words_of([*given.values(), *y, *z, *u, *(v for row in rows for v in row)])
    if (work := len(rows) * len(z) * (len(rows) + len(z)) * (8 + words**2)) > MAX_WORK:
        raise Unsupported(f"needs work {work}, more than {MAX_WORK}")
    check_constants(rows, order, given)
    residual = [dot(row, z) - b for row, b in zip(rows, y)]
    fits = given["residual"] >= 0 and given["residual"] ** 2 >= dot(residual, residual)
    require("RC.5", fits, "Az - y is longer than the residual stated")
    feasible = dot(u, u) <= 1 and all(abs(dot(list(column), u)) <= given["lambda"] for column in zip(*rows))
    require("RC.6", feasible, "u is not feasible: it is longer than 1, or a column is too large")
    cost = given["lambda"] * sum(map(abs, z), ZERO) + given["residual"]
    bound = given["sharpness"] * (cost - dot(u, y) + 2 * given["noise"])
    states("RC.7", claim, bound=bound)
    dear = any(z) and cost**2 > dot(y, y)  # F(0) = ||y||_2
    return [
        *(["vacuous: z is not shown to cost as little as 0 does, so 0 has a smaller bound (RC.7)"] if dear else []),
        f"checked: every vector x with at most {order} nonzero entries and ||Ax - y||_2 <= {told(given['noise'])} is"
        f" within {at_most(bound)} of z in l^2, by E0 (RC.2-RC.7)",
        "not checked: where z comes from; that there is such a vector x",
    ]


def check_constants(rows: list[Vector], order: int, given: dict[str, Fraction]) -> None:
    """RC.2-RC.4: delta bounds delta_2s of scale * A; rho and gamma follow from it; lambda and C^ from these."""
    delta, rho, gamma, scale = (given[name] for name in ("isometry", "rho", "gamma", "scale"))
    columns = [list(column) for column in zip(*rows)]
    gram = [[scale**2 * dot(a, b) for b in columns] for a in columns]
    m, n = len(rows), len(columns)
    off = max((abs(gram[i][j]) for i in range(n) for j in range(i)), default=ZERO)
    least = max(abs(gram[j][j] - 1) for j in range(n)) + (2 * order - 1) * off
    if n == 2 * m and all(gram[i][j] == (i == j) for i in range(n) for j in range(n) if (i < m) == (j < m)):
        least = order * off
    require("RC.2", scale > 0 and 0 < delta < 1 and least <= delta, f"delta_2s <= {told(delta)} does not follow")
    require("RC.3", 0 < rho < 1 and (delta / rho + delta / 4) ** 2 <= 1 - delta**2, "rho does not follow from delta")
    fits = gamma > 0 and (gamma * delta) ** 2 >= (1 + delta) * (scale * rho) ** 2
    require("RC.3", fits, "gamma does not follow from delta")
    c, d = (1 + rho) ** 2 / (1 - rho), (3 + rho) * gamma / (1 - rho)
    lam, sharpness = given["lambda"], given["sharpness"]
    require("RC.4", lam > 0 and (lam * d) ** 2 * order <= c**2, "lambda must lie in (0, C/(D sqrt(s))]")
    require("RC.4", sharpness > 0 and (sharpness * lam) ** 2 * order >= c**2, "C^ must be at least C/(lambda sqrt(s))")
