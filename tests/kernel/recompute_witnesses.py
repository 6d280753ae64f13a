"""Claims of V looked at again by definition: the network in rationals, and the property with its bounds raised."""

from __future__ import annotations

from fractions import Fraction
from random import Random
from typing import Any

from tests.kernel.recompute import ZERO, Vector, dot, layers_of, named, value, vector

HAIR = Fraction(1, 2**80)


def outputs(network: Any, point: Vector) -> Vector:
    for index, (rows, bias) in enumerate(layers_of(network)):
        if index:
            point = [max(ZERO, z) for z in point]
        point = [dot(row, point) + b for row, b in zip(rows, bias, strict=True)]
    return point


def true(tree: Any, x: Vector, y: Vector, *, raised: Fraction | None = None) -> bool:
    """Whether a property holds; with all its bounds raised, and none of them strict, if a number is given."""
    for name, every in (("and", all), ("or", any)):
        if name in tree:
            return every(true(part, x, y, raised=raised) for part in tree[name])
    left = sum((value(c) * x[i] for i, c in tree["x"]), ZERO) + sum((value(c) * y[j] for j, c in tree["y"]), ZERO)
    if raised is not None:
        return left <= value(tree["bound"]) + raised
    return left < value(tree["bound"]) if tree["strict"] else left <= value(tree["bound"])


def refuted_witness(certificate: dict[str, Any], random: Random) -> str | None:  # noqa: PLR0911
    """Return what speaks against the claim, or None."""
    claim, network, tree = certificate["claim"], certificate["witness"]["network"], certificate["witness"]["property"]
    layers = layers_of(network)
    widths = [len(layers[0][0][0]), *(len(bias) for _, bias in layers)]
    if (claim["widths"], claim["network_sha256"]) != (widths, named(network)):
        return "the claim is about another network"
    x = vector(claim["point"])
    y = outputs(network, x)
    if y != vector(claim["outputs"]):
        return "the outputs are others"
    if tree is None:
        stated = (claim["property_sha256"], claim["satisfied"], claim["excess"])
        return None if stated == (None, None, None) else "there is no property"
    if claim["property_sha256"] != named(tree):
        return "the claim is about another property"
    if true(tree, x, y) is not claim["satisfied"]:
        return "the property is not decided so"
    excess = value(claim["excess"])
    if not true(tree, x, y, raised=excess):
        return "the bounds do not rise far enough"
    below = [HAIR, Fraction(random.randint(1, 2**20), 2**10)]
    if any(true(tree, x, y, raised=excess - by) for by in below):
        return "the bounds need not rise so far"
    return None


def about_outputs(tree: Any) -> bool:
    """Whether an inequality of a property has an output in it."""
    parts = tree.get("and") or tree.get("or")
    return any(map(about_outputs, parts)) if parts else bool(tree["y"])


def shows_nothing_witness(certificate: dict[str, Any]) -> bool:
    """Tell whether a property of the inputs alone is said to hold."""
    tree = certificate["witness"]["property"]
    return tree is not None and not about_outputs(tree) and certificate["claim"]["satisfied"] is True
