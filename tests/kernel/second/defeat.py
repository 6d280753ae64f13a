"""Conditions DF.1–DF.7: runs as a tree of coins, and families whose distances are decided without being computed.

"Within α of the segment" means that some s in [0, 1] satisfies inequalities in s. They are intersected (ℓ^1: one for each
pair of signs; ℓ^∞: one for each coordinate and sign) or, in ℓ^2, decided by the vertex of a parabola.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Any, NamedTuple, Protocol

from flint import fmpq, fmpq_mat

from tests.kernel.second.form import (
    Document,
    Malformed,
    Unsupported,
    listed,
    members,
    rational,
    text,
    truth,
    whole,
)

MOST_EVALUATIONS = 100_000
LARGEST_INDEX = 10_000
COSTS = {"sup", "sum", "sum-square"}
BRANCHES = {"J": [0, 1], "K": [0, 1, 2], "W": [1, 2]}
Condition = tuple[str, bool]
Vector = list[fmpq]


class Family(Protocol):
    """What a family of inputs has to say for itself."""

    outputs: int

    def proper(self, result: str, accuracy: fmpq) -> bool:
        """Whether the hypotheses hold, of the proposition, and the accuracy is less than half the gap."""

    def has(self, n: int) -> bool:
        """Whether the members with index n satisfy the hypotheses."""

    def evaluations(self, branch: int, n: int) -> list[fmpq]:
        """The numbers that are read."""

    def within(self, branch: int, output: Vector, accuracy: fmpq) -> bool | None:
        """Whether an output is within the accuracy of the solutions; None where that is not known."""


class Predictions:
    """B: r points, predictions of networks, distances in ℓ^∞."""

    def __init__(self, value: Any) -> None:
        _, a, cost, eps, r, widths = members(value, "name a cost eps r widths")
        self.a, self.cost, self.eps = rational(a), text(cost), rational(eps)
        self.outputs, self.widths = whole(r), listed(widths, whole)
        if self.outputs * max(self.widths[0] if self.widths else 1, 1) > MOST_EVALUATIONS:
            raise Unsupported

    def proper(self, result: str, accuracy: fmpq) -> bool:
        """Check the hypotheses of B and J."""
        pieces = 1
        for width in self.widths[1:-1]:
            pieces *= width + 1
        return (
            result == "J"
            and fmpq(1, 2) <= self.a <= 1
            and len(self.widths) >= 3
            and self.widths[0] >= 2
            and min(self.widths) >= 1
            and self.widths[-1] == 1
            and self.outputs >= pieces + 2
            and self.cost in COSTS
            and 0 <= self.eps < fmpq(1, 2)
            and (self.eps > 0 or self.cost == "sup")
            and 0 <= 2 * accuracy < fmpq(1, 2) - self.eps
        )

    def has(self, n: int) -> bool:
        """Every index will do."""
        return n >= 0

    def evaluations(self, branch: int, n: int) -> list[fmpq]:
        """The coordinates of the points, point by point."""
        r = self.outputs
        delta = fmpq(1, (4 * r + 3) * (2 * r + 2)) / fmpq(4) ** n if branch else fmpq(0)
        found: list[fmpq] = []
        for j in range(1, r + 1):
            found += [self.a / (j + fmpq(3, 4)), delta * ((j + 1) % 2)] + [fmpq(0)] * (self.widths[0] - 2)
        return found

    def within(self, branch: int, output: Vector, accuracy: fmpq) -> bool | None:
        """Decide by the enclosures of B1."""
        off = max(abs(v - (j + 1) % 2) for j, v in enumerate(output, start=1))
        if branch:
            low, high = off - self.eps, off
        else:
            low = fmpq(1, 2) - off
            high = max(abs(v - fmpq(1, 2)) for v in output) if self.cost == "sup" else accuracy + 1
        return True if high <= accuracy else False if low > accuracy else None


class Fork:
    """C and D: solutions c e_1 and c e_2, and the segment between them for the limit, in one of three norms."""

    outputs: int
    alpha: fmpq
    size: fmpq
    norm: str
    least: fmpq
    y: Vector
    hidden_by: fmpq_mat | None = None

    def has(self, n: int) -> bool:
        """The lowered entry still meets the conditions."""
        return self.alpha - fmpq(1, 4) ** n > self.least

    def narrow(self, accuracy: fmpq) -> bool:
        """Whether the accuracy is less than half the gap between c e_1 and c e_2."""
        c = self.size
        if self.norm == "2":
            return 0 <= accuracy and 2 * accuracy**2 < c**2
        return 0 <= accuracy < (c if self.norm == "1" else c / 2)

    def rows(self, first: Vector, units: int) -> fmpq_mat:
        """The matrix with this first row, and ones in column i + units (counted from 1) of row i ≥ 2."""
        found = fmpq_mat(len(self.y), self.outputs)
        for j, v in enumerate(first):
            found[0, j] = v
        for i in range(2, len(self.y) + 1):
            found[i - 1, i + units - 1] = 1
        return found

    def matrix(self, alpha: fmpq, beta: fmpq) -> fmpq_mat:
        """A(α, β)."""
        raise NotImplementedError

    def evaluations(self, branch: int, n: int) -> list[fmpq]:
        """The entries of A row by row, then those of y."""
        lowered = self.alpha - fmpq(1, 4) ** n
        a = self.matrix(lowered if branch == 2 else self.alpha, lowered if branch == 1 else self.alpha)
        y = fmpq_mat(len(self.y), 1, self.y)
        if self.hidden_by is not None:
            a, y = self.hidden_by * a, self.hidden_by * y
        return [fmpq(v) for v in a.entries() + y.entries()]

    def within(self, branch: int, output: Vector, accuracy: fmpq) -> bool:
        """Whether s in [0, 1] – for members an end – has ‖output − c(1 − s, s, 0, …)‖ ≤ accuracy."""
        c, rest = self.size, [abs(v) for v in output[2:]]
        # the first two coordinates of the difference are base + s * slope
        base, slope = (output[0] - c, output[1]), (c, -c)
        lo, hi = (fmpq(0), fmpq(1)) if branch == 0 else (fmpq(branch - 1), fmpq(branch - 1))
        if self.norm == "2":
            square, mixed = 2 * c**2, base[0] * slope[0] + base[1] * slope[1]
            level = base[0] ** 2 + base[1] ** 2 + sum((v**2 for v in rest), fmpq(0)) - accuracy**2
            at = min(max(-mixed / square, lo), hi)  # a convex parabola is least nearest its vertex
            return square * at**2 + 2 * mixed * at + level <= 0
        room = accuracy - (sum(rest, fmpq(0)) if self.norm == "1" else max(rest, default=fmpq(0)))
        if room < 0:
            return False
        if self.norm == "1":
            faces = list(product((1, -1), repeat=2))
        else:
            room, faces = accuracy, [(1, 0), (-1, 0), (0, 1), (0, -1)]
        for signs in faces:
            # sign · base + s sign · slope ≤ room
            flat = sum((e * b for e, b in zip(signs, base, strict=True)), fmpq(0))
            steep = sum((e * m for e, m in zip(signs, slope, strict=True)), fmpq(0))
            if steep > 0:
                hi = min(hi, (room - flat) / steep)
            elif steep < 0:
                lo = max(lo, (room - flat) / steep)
            elif flat > room:
                return False
        return lo <= hi


class Recovery(Fork):
    """C: basis pursuit, LASSO and square-root LASSO."""

    norm = "2"

    def __init__(self, value: Any) -> None:
        names = "name alpha columns eta lambda m q weak"
        name, alpha, columns, eta, weight, m, q, weak = members(value, names)
        self.form, self.alpha, self.outputs = name, rational(alpha), whole(columns)
        self.eta, self.weight, self.rows_ = rational(eta), rational(weight), whole(m)
        self.q = None if q is None else listed(q, lambda row: listed(row, rational))
        self.weak = truth(weak)
        if self.rows_ * (self.outputs + 1) > MOST_EVALUATIONS:
            raise Unsupported

    def proper(self, result: str, accuracy: fmpq) -> bool:
        """Check the hypotheses of C; put the size of the solutions where `within` finds it."""
        m, n, alpha = self.rows_, self.outputs, self.alpha
        self.least = fmpq(0) if self.form == "C:P1" else self.weight
        if not (m >= 1 and n >= m + 1 and 0 < self.weight <= 1 and 0 <= self.eta < 1 and alpha > self.least):
            return False
        self.y = [fmpq(1)] + [fmpq(0)] * (m - 1)
        self.size = {
            "C:P1": (1 - self.eta) / alpha,
            "C:P2": (2 * alpha - self.weight) / (2 * alpha**2),
            "C:P3": 1 / alpha,
        }[self.form]
        return result == ("W" if self.weak else "K") and self.orthogonal() and self.narrow(accuracy)

    def orthogonal(self) -> bool:
        """Whether q is null or an orthogonal matrix of m rows, which is then kept."""
        m = self.rows_
        if self.q is None:
            return True
        if len(self.q) != m or any(len(row) != m for row in self.q):
            return False
        self.hidden_by = fmpq_mat(m, m, [v for row in self.q for v in row])
        one = fmpq_mat(m, m)
        for i in range(m):
            one[i, i] = 1
        return bool(self.hidden_by.transpose() * self.hidden_by == one)

    def matrix(self, alpha: fmpq, beta: fmpq) -> fmpq_mat:
        """First row (α, β, 0, …); row i ≥ 2 has its entry in column i + 1."""
        return self.rows([alpha, beta], 1)


class Programs(Fork):
    """D: linear programs."""

    def __init__(self, value: Any) -> None:
        _, alpha, columns, m, norm, y1 = members(value, "name alpha columns m norm y1")
        self.alpha, self.outputs, self.m = rational(alpha), whole(columns), whole(m)
        self.norm, self.y1, self.least = text(norm), rational(y1), fmpq(0)
        if self.m * (self.outputs + 1) > MOST_EVALUATIONS:
            raise Unsupported

    def proper(self, result: str, accuracy: fmpq) -> bool:
        """Check the hypotheses of D; put the size of the solutions where `within` finds it."""
        if not (self.m >= 1 and self.outputs >= self.m + 2 and self.alpha > 0 and self.y1 > 0):
            return False
        self.y, self.size = [self.y1] + [fmpq(0)] * (self.m - 1), self.y1 / self.alpha
        return result == "K" and self.norm in ("1", "2", "inf") and self.narrow(accuracy)

    def matrix(self, alpha: fmpq, beta: fmpq) -> fmpq_mat:
        """First row (α, β, −1, 0, …); row i ≥ 2 is e_{i+2}."""
        return self.rows([alpha, beta, fmpq(-1)], 2)


def family(value: Any) -> Family:
    """Read a family."""
    if type(value) is not dict or "name" not in value:
        raise Malformed
    name = value["name"]
    if name == "B":
        return Predictions(value)
    if name in ("C:P1", "C:P2", "C:P3"):
        return Recovery(value)
    if name == "D":
        return Programs(value)
    raise Unsupported


class Run(NamedTuple):
    """One run."""

    bits: str
    reads: tuple[tuple[int, int, fmpq], ...]
    output: tuple[fmpq, ...] | None
    left_open: bool

    @property
    def weight(self) -> fmpq:
        """The probability of its coins."""
        return fmpq(1, 2) ** len(self.bits)


def run(value: Any) -> Run:
    """Read a run."""
    bits, reads, output, left_open = members(value, "bits reads output left_open")
    if text(bits).strip("01"):
        raise Malformed
    read = tuple((whole(k), whole(n), rational(v)) for k, n, v in listed(reads, lambda r: listed(r, lambda v: v, 3)))
    return Run(bits, read, None if output is None else tuple(listed(output, rational)), truth(left_open))


def complete(coins: list[str]) -> bool:
    """Whether sequences of coins are the leaves of a binary tree in which every branching has both sides."""
    tree: dict[str, Any] = {}
    for bits in coins:
        node = tree
        for bit in bits:
            if "leaf" in node:
                return False
            node = node.setdefault(bit, {})
        if node:
            return False
        node["leaf"] = True
    nodes = [tree]
    while nodes:
        node = nodes.pop()
        if "leaf" not in node:
            if len(node) != 2:
                return False
            nodes += node.values()
    return True


def near(difference: fmpq, level: int) -> bool:
    """Whether |difference| ≤ 2^−level, without a power that long numbers do not need."""
    above, below = abs(difference.p), difference.q
    return above == 0 or (level <= below.bit_length() and above * 2**level <= below)


def admissible(runs: list[Run], values: list[fmpq], outputs: int) -> bool:
    """Whether runs are all runs, on admissible information about one input."""
    answers: dict[tuple[int, int], fmpq] = {}
    for one in runs:
        if one.output is not None and (one.left_open or len(one.output) != outputs):
            return False
        for k, level, value in one.reads:
            if not 0 <= k < len(values) or level < 0:
                return False
            exponent = value.q.bit_length() - 1
            if value.q != 2**exponent or exponent > level or not near(value - values[k], level):
                return False
            if answers.setdefault((k, level), value) != value:
                return False
    return complete([one.bits for one in runs])


def defeat(document: Document, result: str, claim: Any, witness: Any) -> Iterator[Condition]:
    """Yield the conditions of J, K and W in order, each with whether it holds."""
    names, accuracy, inputs, bound, limit, named = members(claim, "family accuracy inputs bound limit runs_sha256")
    accuracy, bound, limit, named = rational(accuracy), rational(bound), rational(limit), text(named)
    places = [
        (whole(branch), whole(n), rational(low), rational(high))
        for branch, n, low, high in (members(v, "branch n low high") for v in listed(inputs, lambda v: v))
    ]
    plays = listed(witness, lambda runs: listed(runs, run))
    problem = family(names)

    yield "DF.1", problem.proper(result, accuracy)
    yield "DF.2", [place[0] for place in places] == BRANCHES[result] and len(plays) == len(places)
    indices = {n for branch, n, _, _ in places if branch}
    n = max(indices)
    levels = [r[1] for one in plays[0] if result == "W" or one.output is not None for r in one.reads]
    yield "DF.2", (
        len(indices) == 1
        and all(index == 0 for branch, index, _, _ in places if not branch)
        and max([0, *levels]) < n <= LARGEST_INDEX
    )
    yield "DF.1", problem.has(n)
    for (branch, index, _, _), runs in zip(places, plays, strict=True):
        yield "DF.3", admissible(runs, problem.evaluations(branch, index), problem.outputs)
    coupled = {one for one in plays[0] if result == "W" or one.output is not None}
    yield "DF.4", all(coupled <= set(runs) for runs in plays[1:])
    found = [
        success(runs, [problem.within(branch, list(one.output), accuracy) if one.output else None for one in runs])
        for (branch, *_), runs in zip(places, plays, strict=True)
    ]
    yield "DF.5", found == [(low, high) for _, _, low, high in places]
    halting = sum((one.weight for one in plays[0] if one.output is not None), fmpq(0))
    ceiling = 1 - halting / 2 if result == "K" else 1 - max(low for low, _ in (found[:1] if result == "J" else found))
    yield "DF.6", (
        bound == min(ceiling, *(high for _, high in found))
        and limit == (fmpq(2, 3) if result == "K" and halting < 1 else fmpq(1, 2))
    )
    yield "DF.7", named == document.sha256(witness)
    for branch, other in ((0, 1), (1, 2)):
        for output in (one.output for runs in plays for one in runs if one.output is not None):
            # the gap: no output is surely within the accuracy of the solutions of two inputs that are told apart
            told = result in ("K", "W") and branch or result == "J" and not branch
            assert not (told and all(problem.within(b, list(output), accuracy) for b in (branch, other)))


def success(runs: list[Run], within: list[bool | None]) -> tuple[fmpq, fmpq]:
    """Return the enclosure of the probability of success."""
    low = sum((one.weight for one, is_ in zip(runs, within, strict=True) if is_), fmpq(0))
    failed = (is_ is False or (one.output is None and not one.left_open) for one, is_ in zip(runs, within, strict=True))
    return low, 1 - sum((one.weight for one, f in zip(runs, failed, strict=True) if f), fmpq(0))
