"""Conditions DF.1–DF.9: runs as a tree of coins and a tree of answers; distances decided without being computed.

"Within α of the segment" means that some s in [0, 1] satisfies inequalities in s. They are linear, and intersected, in
ℓ^1 (one for each pair of signs) and in ℓ^∞ (one for each coordinate and sign); in ℓ^2 a discriminant decides.

A family has the `proposition` that it is one of and the number of `outputs`; it says whether its `hypotheses` hold,
reading its parameters on the way, whether an accuracy is `narrow`, less than κ/2, whether it `has` members with an
index, what the `evaluations` of an input are, and whether an output is `within` an accuracy of its solutions (None:
not known).
"""

from __future__ import annotations

from collections.abc import Iterator
from math import prod
from typing import Any, NamedTuple

from flint import fmpq, fmpq_mat

from tests.kernel.second.form import (
    Document,
    Malformed,
    Unsupported,
    listed,
    members,
    rational,
    states,
    truth,
    whole,
)

LARGEST_FAMILY = 10**6
LARGEST_LEVEL = 10_000
COSTS = ("sup", "sum-absolute", "sum-square", "mean-absolute", "mean-square", "mean-fourth-power", "wrong-count")
BRANCHES = {"J": [0, 1], "K": [0, 1, 2], "W": [1, 2]}
Condition = tuple[str, bool]
Vector = list[fmpq]


MOST_WORK = 4 * 10**9


def refuse_size(size: int) -> None:
    """Raise `Unsupported` for families that are too large."""
    if size > LARGEST_FAMILY:
        raise Unsupported


class Predictions:
    """B: r points, predictions of networks, distances in ℓ^∞."""

    proposition = "J"

    def hypotheses(self, value: Any) -> Iterator[bool]:
        """Check those of B."""
        _, a, self.cost, eps, r, widths = members(value, "name a cost eps r widths")
        self.a, self.eps, self.outputs, self.widths = rational(a), rational(eps), whole(r), listed(widths, whole)
        yield len(self.widths) >= 3 and min(self.widths) >= 1 and self.widths[0] >= 2 and self.widths[-1] == 1
        yield fmpq(1, 2) <= self.a <= 1 and 0 <= self.eps < fmpq(1, 2)
        yield self.outputs >= prod(width + 1 for width in self.widths[1:-1]) + 2
        yield self.cost in COSTS
        yield self.eps > 0 or self.cost in ("sup", "wrong-count")
        refuse_size(self.outputs * self.widths[0])

    def narrow(self, accuracy: fmpq) -> bool:
        """κ = 1/2 − ε."""
        return 0 <= 2 * accuracy < fmpq(1, 2) - self.eps

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

    proposition, hidden_by = "K", None

    def has(self, n: int) -> bool:
        """The lowered entry still meets the conditions."""
        return bool(self.alpha - fmpq(1, 4) ** n > self.least)

    def narrow(self, accuracy: fmpq) -> bool:
        """Whether the accuracy is less than half the distance of c e_1 and c e_2."""
        c = self.size
        if self.norm == "2":
            return bool(accuracy >= 0 and 2 * accuracy**2 < c**2)
        return bool(0 <= accuracy < (c if self.norm == "1" else c / 2))

    def evaluations(self, branch: int, n: int) -> Vector:
        """The entries of A(α, β) row by row, then those of y, both times Q."""
        lowered, m = self.alpha - fmpq(1, 4) ** n, len(self.y)
        entries = fmpq_mat(m, self.outputs + 1)
        entries[0, 0] = lowered if branch == 2 else self.alpha
        entries[0, 1] = lowered if branch == 1 else self.alpha
        for place, value in self.fixed:
            entries[place] = value
        for i, value in enumerate(self.y):
            entries[i, self.outputs] = value
        found = (entries if self.hidden_by is None else self.hidden_by * entries).tolist()
        return [v for row in found for v in row[:-1]] + [row[-1] for row in found]

    def within(self, branch: int, output: Vector, accuracy: fmpq) -> bool:
        """Whether s in [0, 1] – for members an end – has ‖output − c(1 − s, s, 0, …)‖ ≤ accuracy."""
        c, rest = self.size, [abs(v) for v in output[2:]]
        base, slope = (output[0] - c, output[1]), (c, -c)  # the first two coordinates of the difference: base + s slope
        lo, hi = (fmpq(0), fmpq(1)) if branch == 0 else (fmpq(branch - 1), fmpq(branch - 1))
        if self.norm == "2":
            square, mixed = 2 * c**2, c * (base[0] - base[1])
            level = sum((v**2 for v in (*base, *rest)), fmpq(0)) - accuracy**2
            if any(square * s**2 + 2 * mixed * s + level <= 0 for s in (lo, hi)):
                return True
            return bool(lo < -mixed / square < hi and mixed**2 >= square * level)
        if self.norm == "1":
            room, faces = accuracy - sum(rest, fmpq(0)), [(1, 1), (1, -1), (-1, 1), (-1, -1)]
        else:
            room, faces = accuracy, [(1, 0), (-1, 0), (0, 1), (0, -1)]
        if room < 0 or max(rest, default=0) > accuracy:
            return False
        for one, two in faces:
            flat, steep = one * base[0] + two * base[1], one * slope[0] + two * slope[1]  # flat + s steep ≤ room
            if steep > 0:
                hi = min(hi, (room - flat) / steep)
            elif steep < 0:
                lo = max(lo, (room - flat) / steep)
            elif flat > room:
                return False
        return bool(lo <= hi)


class Recovery(Fork):
    """C: basis pursuit, LASSO and square-root LASSO."""

    norm = "2"

    def hypotheses(self, value: Any) -> Iterator[bool]:
        """Check those of C; row i ≥ 2 of A has its entry in column i + 1."""
        name, alpha, weight, eta, m, columns, q, weak = members(value, "name alpha lambda eta m columns q weak")
        self.alpha, weight, eta = rational(alpha), rational(weight), rational(eta)
        m, self.outputs = whole(m), whole(columns)
        yield 0 < weight <= 1 and 0 <= eta < 1 and 1 <= m < self.outputs
        self.proposition = "W" if truth(weak) else "K"
        refuse_size(m**2 * self.outputs)
        yield q is None or self.hide(listed(q, lambda row: listed(row, rational)), m)
        self.least = fmpq(0) if name == "C:P1" else weight
        yield self.alpha > self.least
        self.y, self.fixed = [fmpq(1)] + [fmpq(0)] * (m - 1), [((i - 1, i), 1) for i in range(2, m + 1)]
        sizes = {"C:P1": 1 - eta, "C:P2": 1 - weight / (2 * self.alpha), "C:P3": fmpq(1)}
        self.size = sizes[name] / self.alpha

    def hide(self, rows: list[Vector], m: int) -> bool:
        """Whether rows are an orthogonal matrix; it hides A and y."""
        if len(rows) != m or any(len(row) != m for row in rows):
            return False
        self.hidden_by = fmpq_mat(rows)
        return bool(
            self.hidden_by.transpose() * self.hidden_by == fmpq_mat([[int(i == j) for j in range(m)] for i in range(m)])
        )


class Programs(Fork):
    """D: linear programs."""

    def hypotheses(self, value: Any) -> Iterator[bool]:
        """Check those of D; the first row of A goes on with −1, row i ≥ 2 is e_{i+2}."""
        _, self.norm, alpha, y1, m, columns = members(value, "name norm alpha y1 m columns")
        self.alpha, y1, m, self.outputs = rational(alpha), rational(y1), whole(m), whole(columns)
        refuse_size(m * self.outputs)
        yield self.norm in ("1", "2", "inf") and self.alpha > 0 and y1 > 0 and 1 <= m <= self.outputs - 2
        self.least, self.size, self.y = fmpq(0), y1 / self.alpha, [y1] + [fmpq(0)] * (m - 1)
        self.fixed = [((0, 2), -1), *(((i - 1, i + 1), 1) for i in range(2, m + 1))]


FAMILIES = {"B": Predictions, "C:P1": Recovery, "C:P2": Recovery, "C:P3": Recovery, "D": Programs}


class Run(NamedTuple):
    """One run: what was answered to what, and how it ended; `bits` are the coins among the answers."""

    steps: tuple[tuple[Any, ...], ...]
    asked: tuple[int, ...] | None
    left_open: str | None
    output: tuple[fmpq, ...] | None
    bits: str

    @property
    def weight(self) -> fmpq:
        """The probability of its coins."""
        return fmpq(1, 2) ** len(self.bits)


def run(value: Any) -> Run:
    """Read a run."""
    steps, asked, left_open, output = members(value, "steps asked left_open output")
    read = tuple(listed(steps, step))
    bits = "".join(str(s[0]) for s in read if len(s) == 1)
    if len(bits) > LARGEST_LEVEL or left_open not in (None, "reads", "level", "bits", "seconds", "memory"):
        raise Malformed
    question = None if asked is None else tuple(listed(asked, whole))
    if question is not None and len(question) % 2 + len(question) // 3:
        raise Malformed
    return Run(read, question, left_open, None if output is None else tuple(listed(output, rational)), bits)


def step(value: Any) -> tuple[Any, ...]:
    """Read a coin or a reading."""
    if len(listed(value)) == 1:
        if whole(value[0]) not in (0, 1):
            raise Malformed
        return (value[0],)
    k, n, v = listed(value, None, 3)
    return whole(k), whole(n), rational(v)


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


class Tree:
    """A node of the one decision tree: what is done there, if it is known, and what follows each answer."""

    def __init__(self) -> None:
        self.does: Any = None
        self.then: dict[str, Tree] = {}

    def fits(self, action: Any) -> bool:
        """Whether this may be done here; then it is what is done here."""
        self.does = self.does or action
        return bool(self.does == action)

    def holds(self, one: Run) -> bool:
        """Whether a run fits, which is put in."""
        node = self
        for *question, answer in one.steps:
            if not node.fits(("ask", question)):
                return False
            node = node.then.setdefault(str(answer), Tree())
        if one.asked is not None:
            return node.fits(("ask", list(one.asked)))
        return one.left_open is not None or node.fits(("end", one.output))


def near(difference: fmpq, level: int) -> bool:
    """Whether |difference| ≤ 2^−level, without a power that long numbers do not need."""
    above, below = abs(difference.p), difference.q
    return above == 0 or (level <= below.bit_length() and above * 2**level <= below)


def admissible(runs: list[Run], values: list[fmpq], outputs: int) -> bool:
    """Whether the information is admissible for an input, and the outputs are such."""
    answers: dict[tuple[int, int], fmpq] = {}
    for one in runs:
        if one.output is not None and (one.left_open or one.asked is not None or len(one.output) != outputs):
            return False
        for k, level, value in (s for s in one.steps if len(s) == 3):
            if not 0 <= k < len(values) or not 0 <= level <= LARGEST_LEVEL:
                return False
            exponent = value.q.bit_length() - 1
            if value.q != 2**exponent or exponent > level or not near(value - values[k], level):
                return False
            if answers.setdefault((k, level), value) != value:
                return False
    return True


def ends(one: Run, count: int, most: int | None) -> bool:
    """Whether a run ends as it may: the cases of the document, one by one."""
    if one.asked is None:
        return one.left_open in (None, "seconds", "memory")
    if len(one.asked) == 0:
        return one.left_open == "bits"
    number, level = one.asked
    if number not in range(count) or level < 0:
        return False
    if most is not None and level >= most + 1:
        return one.left_open is None
    return one.left_open in ("level", "reads")


def defeat(document: Document, result: str, claim: Any, witness: Any) -> Iterator[Condition]:
    """Yield the conditions of J, K and W, the hash first, each with whether it holds."""
    members(claim, "family accuracy inputs bound limit max_level runs_sha256")
    plays = listed(witness, lambda runs: listed(runs, run))
    yield from states("DF.7", claim, runs_sha256=document.sha256(witness))
    problem = problem_of(claim)
    yield from (("DF.1", holds) for holds in problem.hypotheses(claim["family"]))
    accuracy = rational(claim["accuracy"])
    yield "DF.1", problem.proposition == result and problem.narrow(accuracy)
    most = claim["max_level"]
    if (result == "W") != (type(most) is int) or (result != "W" and most is not None):
        raise Malformed
    places = [place_of(entry) for entry in listed(claim["inputs"])]
    yield from chosen(places, plays, [BRANCHES[result]], most)
    yield from recorded(problem, problem.outputs, places, plays, most)
    refuse_work(claim, places, plays, problem.outputs)
    found = []
    for (branch, _), runs, stated in zip(places, plays, claim["inputs"], strict=True):
        within = [problem.within(branch, list(one.output), accuracy) if one.output else None for one in runs]
        found.append(success(runs, within))
        yield from states("DF.5", stated, low=found[-1][0], high=found[-1][1])
    halting = sum((one.weight for one in plays[0] if one.output is not None), fmpq(0))
    lost = {"J": 1 - found[0][0], "K": 1 - halting / 2, "W": 1 - max(low for low, _ in found)}[result]
    bound, limit = (
        min([lost, *(high for _, high in found)]),
        fmpq(2, 3) if result == "K" and halting < 1 else fmpq(1, 2),
    )
    yield from states("DF.6", claim, bound=bound, limit=limit)
    yield "DF.9", bound <= limit
    for answer in {one.output for runs in plays for one in runs if one.output}:
        # what the bound rests on: no output is surely right on two inputs whose solutions are κ apart
        assert not all(
            problem.within(branch, list(answer), accuracy) for branch in ((0, 1) if result == "J" else (1, 2))
        )


def problem_of(claim: dict[str, Any]) -> Any:
    """Return the family that a claim names, whose parameters are not yet read."""
    name = claim["family"].get("name") if type(claim["family"]) is dict else None
    if type(name) is not str or name not in FAMILIES:
        raise Unsupported
    return FAMILIES[name]()


def chosen(
    places: list[tuple[int, int]], plays: list[list[Run]], branches: list[list[int]], most: int | None
) -> Iterator[Condition]:
    """DF.2: which inputs are played, and that their index is large enough."""
    yield "DF.2", [branch for branch, _ in places] in branches and len(plays) == len(places)
    n = places[-1][1]
    yield "DF.2", all(index == (n if branch else 0) for branch, index in places)
    weak = [s[1] for runs in plays for one in runs for s in one.steps if len(s) == 3]
    first = [s[1] for one in plays[0] if one.output is not None for s in one.steps if len(s) == 3]
    yield "DF.2", 1 <= n <= LARGEST_LEVEL and all(level < n for level in first)
    yield "DF.2", most is None or (0 <= most < n and all(level <= most for level in weak))


def recorded(
    problem: Any, outputs: int, places: list[tuple[int, int]], plays: list[list[Run]], most: int | None
) -> Iterator[Condition]:
    """DF.3, DF.4, DF.8 for runs with so many entries in an output."""
    for (branch, index), runs in zip(places, plays, strict=True):
        yield "DF.3", complete([one.bits for one in runs])
        yield "DF.1", problem.has(index) or not branch
        values = problem.evaluations(branch, index)
        yield "DF.3", admissible(runs, values, outputs)
        yield "DF.3", all(ends(one, len(values), most) for one in runs)
    coupled = {one for one in plays[0] if one.output is not None}
    yield "DF.4", all(coupled <= set(runs) for runs in plays[1:])
    tree = Tree()
    yield "DF.8", all(tree.holds(one) for runs in plays for one in runs)


def refuse_work(
    claim: dict[str, Any], places: list[tuple[int, int]], plays: list[list[Run]], outputs: int
) -> None:  # fmt: skip
    """Raise `Unsupported` if distances take too long."""
    numbers = [entry for runs in plays for one in runs for entry in one.output or ()]
    longest = max(map(len, map(str, [claim["accuracy"], *claim["family"].values(), *numbers])))
    words = 1 + (places[-1][1] + longest) // 16  # 4 bits a digit
    if sum(map(len, plays)) * outputs * (8 + words**2) > MOST_WORK:
        raise Unsupported


def place_of(entry: Any) -> tuple[int, int]:
    """Read the branch and the index of an input."""
    branch, n, _, _ = members(entry, "branch n low high")
    return whole(branch), whole(n)


def success(runs: list[Run], within: list[bool | None]) -> tuple[fmpq, fmpq]:
    """Return the enclosure of the probability of success."""
    low = sum((one.weight for one, is_ in zip(runs, within, strict=True) if is_), fmpq(0))
    failed = (is_ is False or (one.output is None and not one.left_open) for one, is_ in zip(runs, within, strict=True))
    return low, 1 - sum((one.weight for one, f in zip(runs, failed, strict=True) if f), fmpq(0))
