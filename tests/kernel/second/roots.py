"""T0 for P1 and P3, from the table of docs/certificates.md: p + q t is compared with 0 by p|p| + q|q| t^2.

The linear programs and regressions of the same kind are those of `solutions`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from flint import fmpq

from tests.kernel.second.form import Document, Malformed, Unsupported, block, listed, members, rational, states, whole
from tests.kernel.second.networks import MOST_WORK, common
from tests.kernel.second.programs import bits, refuse
from tests.kernel.second.solutions import LONG, Witness, single
from tests.kernel.second.solutions import solution as other_solution

Condition = tuple[str, bool]
Vector = list[fmpq]
PROBLEMS = ("P1", "P3")


def solution(document: Document, result: str, claim: Any, witness: Any) -> Iterator[Condition]:
    """Yield the conditions of T0 in order, each with whether it holds."""
    if type(claim) is not dict or claim.get("problem") not in PROBLEMS:
        return (yield from other_solution(document, result, claim, witness))
    _, _, eta, lam, outcome, kind, _, support = members(
        claim, "columns data_sha256 eta lambda outcome problem rows support"
    )
    data, modulus, push, root, rows, square, u, x = members(witness, "data modulus push root rows square u x")
    if outcome != "one" and (kind, outcome) != ("P1", "infeasible"):
        raise Malformed
    one = outcome == "one"
    chosen = listed(support, whole) if one else []
    vectors = {key: block(v, LONG) for key, v in (("x", x), ("b", root), ("u", u), ("w", push)) if v is not None}
    found = Witness(vectors, listed(rows, whole), whole(modulus), vectors.get("w"))
    t2 = rational(square, LONG)
    yield "T0.1", one or (support, found.rows, t2, found.modulus) == (None, [], 0, 2)
    empty = kind == "P1" and not chosen
    yield "T0.1", t2 >= 0 and not (one and empty and t2 > 0)
    wanted = "u" if not one else "xb" if t2 > 0 else "x" if empty else "xu"
    yield "T0.1", "".join(vectors) in ([wanted, wanted + "w"] if t2 > 0 else [wanted])
    columns, y = yield from read(document, claim, data)
    yield "T0.1", data["row_weights"] is None
    bound = rational(lam), rational(eta)
    yield "T0.1", (bound[0] == 1 and bound[1] >= 0) if kind == "P1" else (bound[0] > 0 and bound[1] == 0)
    common([fmpq(1) / rational(part["over"]) for part in [*data["columns"], data["y"]]])
    yield "T0.1", all(len(v) == len(chosen if key in "xb" else y) for key, v in vectors.items())
    yield "T0.1", all(0 <= j < len(columns) for j in chosen) and chosen == sorted(set(chosen))
    refuse_work(columns, y, found, t2)
    if not one:
        along = dot(vectors["u"], y)
        yield "T0.4", along > 0 and along * along > bound[1] ** 2 * dot(vectors["u"], vectors["u"])
        yield "T0.4", not any(dot(vectors["u"], column) for column in columns)
    elif empty:
        yield "T0.2", dot(y, y) <= bound[1] ** 2
        yield from single(found, {}, {*range(len(y))})
    else:
        yield from minimal(kind, columns, y, bound, chosen, found, t2)


def read(document: Document, claim: Any, data: Any) -> Any:
    """Yield what has to hold of the data; return the columns and y."""
    parts, right, weights = members(data, "columns y row_weights")
    yield from states("T0.1", claim, data_sha256=document.sha256(data))
    columns, y = listed(parts, block), block(right)
    weighing = [fmpq(1)] * len(y) if weights is None else block(weights)
    yield "T0.1", len(y) >= 1 and all(len(v) == len(y) for v in [*columns, weighing])
    yield "T0.1", all(w >= 0 for w in weighing)
    yield from states("T0.1", claim, rows=len(y), columns=len(columns))
    yield "T0.1", len(columns) >= 1
    return columns, y


def minimal(
    kind: str,
    columns: list[Vector],
    y: Vector,
    bound: tuple[fmpq, fmpq],
    chosen: list[int],
    found: Witness,
    square: fmpq,
) -> Iterator[Condition]:
    """T0.2-T0.4, for the residual r + t v."""
    (lam, eta), x, push = bound, found.vectors["x"], found.push
    root = found.vectors.get("b", [fmpq(0)] * len(x))
    rest = [b - dot(x, [columns[j][i] for j in chosen]) for i, b in enumerate(y)]
    along = found.vectors.get("u") or [-dot(root, [columns[j][i] for j in chosen]) for i in range(len(y))]
    length = dot(rest, rest) + square * dot(along, along)
    if kind == "P1":
        yield "T0.2", length == eta * eta
    else:
        yield "T0.2", length * lam * lam == square
        yield "T0.2", square > 0 or lam * lam * dot(along, along) < 1
    signs = {j: side(p, q, square) for j, p, q in zip(chosen, x, root, strict=True)}
    yield "T0.3", all(signs.values())
    table: dict[int, Vector] = {}
    for j, column in enumerate(columns):
        p, q = dot(column, rest), dot(column, along)
        below, above = side(p, q + 1, square), side(p, q - 1, square)
        yield "T0.3", below >= 0 >= above and (j not in signs or (p == 0 and q == signs[j]))
        if below == 0 or above == 0:
            table[j] = column
    for j in [*table]:
        move = dot(push, columns[j]) if push else fmpq(0)
        yield "T0.4", move == 0 or (j not in signs and (move < 0) == upper_side(columns[j], rest, along, square))
        if move != 0:
            del table[j]
    if kind == "P3" and square > 0:
        yield "T0.4", push is None or dot(push, y) == 0
        table[len(columns)] = y
    yield from single(found, table, {*range(len(y))})


def upper_side(column: Vector, rest: Vector, along: Vector, square: fmpq) -> bool:
    """Tell whether the correlation with a residual is positive."""
    return side(dot(column, rest), dot(column, along), square) > 0


def side(p: fmpq, q: fmpq, square: fmpq) -> int:
    """Return the sign of p + q t; for t = 0 that of p, or of q if that is 0."""
    odd = p * abs(p) + q * abs(q) * square if square > 0 else p if p != 0 else q
    return int(odd > 0) - int(odd < 0)


def dot(u: Vector, v: Vector) -> fmpq:
    """Return the inner product."""
    return sum((a * b for a, b in zip(u, v, strict=True)), fmpq(0))


def refuse_work(columns: list[Vector], y: Vector, found: Witness, square: fmpq) -> None:
    """Refuse products, squares of residuals, and signs that take too long together; or the elimination."""
    m, n, root = len(y), len(columns) + 1, bits([square]) // 64
    short = bits([*y, *(v for column in columns for v in column)]) // 64
    long = bits([v for vector in found.vectors.values() for v in vector]) // 32
    steps = 4 * m * n * short * (short + long) + 2 * m * (short + long) ** 2
    steps += 8 * n * (2 * short + long) * (2 * short + long + 2 * root)
    if steps > MOST_WORK:
        raise Unsupported
    refuse(len(found.rows) ** 3, 64)
