"""Claims of T1 and T3 looked at again by definition: problems within the radii, solved on supports, costs compared."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations, product
from random import Random
from typing import Any

from tests.kernel.recompute import ONE, ZERO, Vector, eliminated, named, value

SIGNS = {"+": 1, "-": -1, "0": 0}
FEW = 3
"""So many columns are tried with all supports and signs."""


def entries(block: dict[str, str]) -> Vector:
    below = value(block["over"])
    return [Fraction(int(word)) / below for word in block["values"].split()]


class Regression:
    """One problem, or the centre of a box: columns, y, thresholds; ridge and weights are the same for all."""

    def __init__(self, claim: dict[str, Any], data: dict[str, Any]) -> None:
        self.columns, self.y = [entries(block) for block in data["columns"]], entries(data["y"])
        self.weights = entries(data["row_weights"]) if data["row_weights"] else [ONE] * len(self.y)
        self.thresholds, self.ridge = [[value(v) for v in claim[key]] for key in ("thresholds", "ridge")]
        within = claim["within"]
        self.radii, self.play = [[value(v) for v in within[key]] for key in ("columns", "thresholds")]
        self.right = value(within["y"])
        self.named = (named(data), len(self.y), len(self.columns)) == tuple(
            claim[key] for key in ("data_sha256", "rows", "columns")
        )

    def moved(self, columns: list[Vector], y: Vector, thresholds: Vector | None = None) -> Regression:
        """The problem at factors from -1 to 1 of the radii."""
        there: Regression = object.__new__(Regression)
        there.__dict__ |= self.__dict__
        there.columns = [
            [v + f * e for v, f in zip(column, factors, strict=True)]
            for column, factors, e in zip(self.columns, columns, self.radii, strict=True)
        ]
        there.y = [v + f * self.right for v, f in zip(self.y, y, strict=True)]
        play = zip(self.thresholds, thresholds or [ZERO] * len(self.columns), self.play, strict=True)
        there.thresholds = [v + f * g for v, f, g in play]
        return there

    def some(self, random: Random) -> Iterator[Regression]:
        """The centre, corners, an edge, and what lies between."""
        m, n = len(self.y), len(self.columns)
        ends, inside = [-ONE, ONE], [Fraction(k, 8) for k in range(-8, 9)]
        for choices in ([ZERO], ends, ends, [ZERO] * 9 + ends, inside):
            columns = [[random.choice(choices) for _ in range(m)] for _ in range(n)]
            yield self.moved(columns, random.choices(choices, k=m), random.choices(choices, k=n))

    def inner(self, u: Vector, v: Vector) -> Fraction:
        return sum((w * a * b for w, a, b in zip(self.weights, u, v, strict=True)), ZERO)

    def cost(self, x: Vector) -> Fraction:
        left = list(self.y)
        for v, column in zip(x, self.columns, strict=True):
            if v:
                left = [b - v * a for a, b in zip(column, left, strict=True)]
        one = zip(x, self.thresholds, self.ridge, strict=True)
        return self.inner(left, left) + sum((2 * level * abs(v) + mu * v * v for v, level, mu in one), ZERO)

    def on(self, support: list[int], signs: list[int]) -> Vector | None:
        """Where the derivative vanishes on a support, of the cost with |x| as signs * x."""
        columns = [self.columns[j] for j in support]
        table = [
            [self.inner(a, b) + (self.ridge[i] if i == j else ZERO) for j, b in zip(support, columns, strict=True)]
            + [self.inner(a, self.y) - s * self.thresholds[i]]
            for i, s, a in zip(support, signs, columns, strict=True)
        ]
        found = eliminated(table)
        x = [ZERO] * len(self.columns)
        for j, v in zip(support, found or [], strict=found is not None):
            x[j] = v
        return x if found is not None else None

    def others(self, random: Random) -> Iterator[Vector]:
        """Solutions on other supports; of many columns on some of them."""
        n = len(self.columns)
        if n <= FEW:
            choices = [c for size in range(n + 1) for c in combinations(range(n), size)]
        else:
            choices = [tuple(sorted(random.sample(range(n), random.randint(0, 3)))) for _ in range(9)]
        for support in choices:
            marks = list(product((-1, 1), repeat=len(support))) if n <= FEW else [(1,) * len(support)]
            for signs in marks:
                if (x := self.on([*support], [*signs])) is not None:
                    yield x

    def against(self, support: list[int], signs: list[int], random: Random) -> str | None:
        """What speaks against this support with these signs as that of the only minimiser."""
        if len(support) != len(signs):
            return "a sign is missing"
        x = self.on(support, signs)
        if x is None:
            return "A is not injective on the support"
        if any(x[j] * s <= 0 for j, s in zip(support, signs, strict=True) if s):
            return "an entry vanishes or has another sign"
        if any(level and j not in support for j, level in enumerate(self.thresholds) if x[j]):
            return "an entry off the support"
        near = [[v + Fraction(random.randint(-2, 2), 10 ** random.choice([1, 3, 6])) for v in x] for _ in range(3)]
        single = [
            [v + (j == i) * h for i, v in enumerate(x)] for j in range(len(x))[:6] for h in (ONE / 10**6, -ONE / 10**6)
        ]
        best = self.cost(x)
        for z in [*self.others(random), *near, *single]:
            if z != x and self.cost(z) <= best:
                return f"{z} costs no more"
        return None


def refuted_trust(certificate: dict[str, Any], random: Random) -> str | None:
    """Return what speaks against a claim of T1, or None."""
    claim = certificate["claim"]
    it = Regression(claim, certificate["witness"]["data"])
    if not it.named:
        return "the claim names other data"
    for problem in it.some(random):
        if found := problem.against(claim["support"], claim["signs"], random):
            return found
    return None


def refuted_two_answers(certificate: dict[str, Any], random: Random) -> str | None:
    """Return what speaks against a claim of T3, or None."""
    claim, witness = certificate["claim"], certificate["witness"]
    it = Regression(claim, witness["data"])
    if not it.named:
        return "the claim names other data"
    pairs = []
    for answer, support, signs in zip(witness["answers"], claim["supports"], claim["signs"], strict=True):
        step, m = value(answer["step"]), len(it.y)
        texts = [text or "0" * m for text in (*answer["corner"]["columns"], answer["corner"]["y"])]
        *columns, y = [[step * SIGNS[sign] for sign in text] for text in texts]
        if not 0 <= step <= 1:
            return "the data are not within the radii"
        if found := it.moved(columns, y).against(support, signs, random):
            return found
        pairs.append({(j, s) for j, s in zip(support, signs, strict=True) if it.thresholds[j]})
    return "the answers are the same" if pairs[0] == pairs[1] else None


def shows_nothing_trust(certificate: dict[str, Any]) -> bool:
    """Tell whether another matrix, far larger, has the same support and signs, and one minimiser."""
    claim = certificate["claim"]
    it = Regression(claim, certificate["witness"]["data"])
    random = Random(2)
    for scale in (0, 1, *[10**9] * 4):
        columns = [[Fraction(scale * random.randint(-9, 9)) for _ in it.y] for _ in it.columns]
        for y in ([1] * len(it.y), [-1] * len(it.y), [0] * len(it.y)):
            there = it.moved([[ZERO] * len(it.y)] * len(columns), [Fraction(v) for v in y])
            there.columns = columns
            if there.against(claim["support"], claim["signs"], random):
                return False
    return True
