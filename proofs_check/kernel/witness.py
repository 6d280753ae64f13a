"""Certificates of V: the outputs of a network at one point, and whether a property of inputs and outputs holds there.

A property is a tree of "and" and "or" over inequalities: a rational combination of inputs x and outputs y is at most a
bound, or less than it.  Its excess is the least rise of all bounds at which it holds, were no inequality strict.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction
from typing import Any

from .reading import (
    Malformed,
    Unsupported,
    bits_of,
    common_denominator,
    digest,
    fields,
    items,
    number,
    numbers,
    require,
    states,
    told,
    whole,
)  # fmt: skip
from .relu import Network, bound, products

CLAIM = ("excess", "network_sha256", "outputs", "point", "property_sha256", "satisfied", "widths")
MAX_DEPTH = 64
"""How deep "and" and "or" may be nested."""
Leaf = tuple[list[tuple[int, Fraction]], Fraction, bool]
"""Coefficients by the number of the variable, outputs after inputs; the bound; whether it must not be reached."""


def check(claim: Any, witness: Any, result: str) -> list[str]:
    """Check all conditions in order; return what was checked."""
    claim = fields(claim, "claim", *CLAIM)
    witness = fields(witness, "witness", "network", "property")
    network, point = Network(witness["network"]), numbers(claim["point"], "point")
    states("V.1", claim, widths=network.widths, network_sha256=digest(witness["network"]))
    require("V.1", len(network.widths) > 2, "the network must have a hidden layer")
    require("V.2", bool(point) and len(point) == network.widths[0], "the point must have the network's dimension")
    state, scale = evaluate(network, point)
    states("V.3", claim, outputs=[Fraction(v, scale) for v in state])
    if witness["property"] is None:
        states("V.4", claim, property_sha256=None, satisfied=None, excess=None)
        return report(claim, vacuous=False)
    states("V.4", claim, property_sha256=digest(witness["property"]))
    leaves: list[Leaf] = []
    tree = read_tree(witness["property"], (len(point), len(state)), leaves, MAX_DEPTH)
    sums, over = excesses(leaves, [*(int(v * scale) for v in point), *state], scale)
    holds = [v < 0 if strict else v <= 0 for v, (_, _, strict) in zip(sums, leaves)]
    states("V.6", claim, satisfied=bool(folded(tree, holds, all, any)))
    states("V.7", claim, excess=Fraction(folded(tree, sums, max, min), over))
    about_outputs = any(i >= len(point) for terms, _, _ in leaves for i, _ in terms)
    return report(claim, vacuous=claim["satisfied"] and not about_outputs)


def evaluate(network: Network, point: list[Fraction]) -> tuple[list[int], int]:
    """Return the outputs at a point as integers over one positive denominator, and that."""
    scale = common_denominator(point)
    network.bound_work(1, scale.bit_length() + bits_of(point))
    state = [int(v * scale) for v in point]
    for index, (rows, common) in enumerate(network.layers):
        state = products(rows, [*(max(v, 0) if index else v for v in state), scale])
        scale *= common
    bound(len(state) * (1 + max(scale, *map(abs, state)).bit_length() // 64) ** 2)
    return state, scale


def read_tree(value: Any, sizes: tuple[int, int], leaves: list[Leaf], depth: int) -> Any:
    """V.5: return the tree as pairs of "and" or "or" and parts, with the numbers of its leaves, which are appended."""
    for name in ("and", "or"):
        if isinstance(value, dict) and name in value:
            parts = items(fields(value, "property", name)[name], name)
            require("V.5", bool(parts), f'"{name}" must have a part')
            if not depth:
                raise Unsupported(f'"and" and "or" are nested more than {MAX_DEPTH} deep')
            return name, [read_tree(part, sizes, leaves, depth - 1) for part in parts]
    body = fields(value, "inequality", "bound", "strict", "x", "y")
    found: list[tuple[int, Fraction]] = []
    for name, size, before in zip("xy", sizes, (0, sizes[0])):
        pairs = [items(pair, name) for pair in items(body[name], name)]
        if any(len(pair) != 2 for pair in pairs) or not isinstance(body["strict"], bool):
            raise Malformed("an inequality has pairs of an index and a coefficient, and is strict or not")
        terms = [(whole(index, "index"), number(coefficient, name)) for index, coefficient in pairs]
        rising = all(a < b for a, b in zip([-1, *(i for i, _ in terms)], [*(i for i, _ in terms), size]))
        require("V.5", rising and all(c for _, c in terms), "indices must increase, and coefficients not be 0")
        found += [(before + i, c) for i, c in terms]
    leaves.append((found, number(body["bound"], "bound"), body["strict"]))
    return len(leaves) - 1


def excesses(leaves: list[Leaf], values: list[int], scale: int) -> tuple[list[int], int]:
    """Return by how much the left sides exceed their bounds, over one denominator, and that."""
    entries = [v for terms, limit, _ in leaves for v in (*(c for _, c in terms), limit)]
    over = common_denominator(entries)
    words = 1 + (over.bit_length() + bits_of(entries)) // 64
    bound(len(entries) * (8 + words * (1 + max(scale, *map(abs, values)).bit_length() // 64)))
    sums = [sum(int(c * over) * values[i] for i, c in terms) - int(limit * over) * scale for terms, limit, _ in leaves]
    return sums, over * scale


def folded(tree: Any, values: list[Any], every: Callable[[Iterable[Any]], Any], some: Any) -> Any:
    """Return what the values of the leaves make together: every(…) at "and", some(…) at "or"."""
    if isinstance(tree, int):
        return values[tree]
    return {"and": every, "or": some}[tree[0]](folded(part, values, every, some) for part in tree[1])


def report(claim: dict[str, Any], vacuous: bool) -> list[str]:
    """Say what was checked, and what not."""
    point, outputs = (told(numbers(claim[name], name)) for name in ("point", "outputs"))
    said = "there is no property"
    if claim["excess"] is not None:
        holds = "holds" if claim["satisfied"] else "does not hold"
        said = f"the property {holds} there: its excess is {told(number(claim['excess'], 'excess'))}"
    return [
        *(["vacuous: the property says nothing of the outputs"] if vacuous else []),
        f"checked: at {point} the outputs are {outputs}",
        said,
        "not checked: where the point and the property come from; machine rounding",
    ]
