"""Conditions A3.1–A4.2 and A5.1–A5.6: a network carried along a line, as affine functions of t between its kinks.

On an interval of t a layer's values are p + qt, a matrix with columns p and q. Where a pre-activation has a root inside,
the interval is cut there, so the pieces that come out are the network's restriction to the line, whatever it is. An
acceptance is checked once more against that restriction: it must say what the certificate is accepted for.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any, NamedTuple

from flint import fmpq, fmpq_mat, fmpz

from tests.kernel.second.form import Document, Malformed, Unsupported, listed, members, rational, text, whole

MOST_WORK = 4 * 10**9
LONGEST_DENOMINATOR = 100_000
Condition = tuple[str, bool]


class Interval(NamedTuple):
    """An interval; None for an infinite end."""

    lo: fmpq | None
    lo_closed: bool
    hi: fmpq | None
    hi_closed: bool


class Piece(NamedTuple):
    """The value p + qt for t in [start, end]."""

    start: fmpq
    end: fmpq
    p: fmpq
    q: fmpq

    def image(self) -> Interval:
        """Return the values taken, a closed interval."""
        ends = sorted([self.p + self.q * self.start, self.p + self.q * self.end])
        return Interval(ends[0], True, ends[1], True)


class Network:
    """Layers as read from a certificate."""

    def __init__(self, value: Any) -> None:
        self.layers: list[tuple[fmpq_mat, list[fmpq]]] = []
        self.widths: list[int] = []
        for weights, bias in (members(layer, "weights bias") for layer in listed(value, lambda v: v)):
            rows = listed(weights, lambda row: listed(row, rational))
            inputs = len(rows[0]) if rows else 0
            if not inputs or self.widths[-1:] not in ([], [inputs]) or any(len(row) != inputs for row in rows):
                raise Malformed
            self.widths = self.widths or [inputs]
            self.widths.append(len(rows))
            shifts = listed(bias, rational, len(rows))
            self.layers.append((fmpq_mat(len(rows), inputs, [w for row in rows for w in row]), shifts))
        if not self.layers:
            raise Malformed

    @property
    def piece_bound(self) -> int:
        """P(N)."""
        product = 1
        for width in self.widths[1:-1]:
            product *= width + 1
        return product

    def refuse_much_work(self, evaluations: int) -> None:
        """Raise `Unsupported` for numbers that would grow too long; an estimate of our own, from the documented unit."""
        work, held = 0, 64
        for weights, bias in self.layers:
            entries = [fmpq(w) for w in weights.entries()] + bias
            common = fmpz(1)
            for entry in entries:
                common = common.lcm(entry.q)
                if common.bit_length() > LONGEST_DENOMINATOR:
                    raise Unsupported
            longest = max((entry.p * (common / entry.q)).bit_length() for entry in entries)
            a, b = -(-longest // 64), -(-held // 64)
            work += weights.nrows() * weights.ncols() * (8 + a * b)
            held += longest + common.bit_length()
        if work * evaluations > MOST_WORK:
            raise Unsupported

    def along(self, base: list[fmpq], slope: list[fmpq], start: fmpq, end: fmpq) -> list[Piece]:
        """Return the pieces of t ↦ φ(base + t slope) on [start, end], cut wherever a neuron changes sign."""
        first = fmpq_mat(len(base), 2, [v for pair in zip(base, slope, strict=True) for v in pair])
        done, open_ = [], [(0, first, start, end)]
        while open_:
            depth, values, u, v = open_.pop()
            weights, bias = self.layers[depth]
            values = weights * values
            for i, shift in enumerate(bias):
                values[i, 0] += shift
            if depth == len(self.layers) - 1:
                done.append(Piece(u, v, values[0, 0], values[0, 1]))
                continue
            lines = [(values[i, 0], values[i, 1]) for i in range(len(bias))]
            roots = {-p / q for p, q in lines if q != 0}
            cuts = [u, *sorted(r for r in roots if u < r < v), v]
            for left, right in reversed(list(pairwise(cuts))):
                middle = (left + right) / 2
                active = [pq if pq[0] + pq[1] * middle > 0 else (fmpq(0), fmpq(0)) for pq in lines]
                passed = fmpq_mat(len(active), 2, [value for pq in active for value in pq])
                open_.append((depth + 1, passed, left, right))
        return done


class Points(NamedTuple):
    """The training set z^k = (x^k_1, δ s_k, 0, …)."""

    x1: list[fmpq]
    delta: fmpq
    radius: fmpq
    dimension: int

    def label(self, k: int) -> int:
        """s_k."""
        return (k + 1) % 2

    def at(self, k: int, second: fmpq) -> list[fmpq]:
        """(x^k_1, second, 0, …)."""
        return [self.x1[k - 1], second] + [fmpq(0)] * (self.dimension - 2)

    def e1(self) -> list[fmpq]:
        """The direction of t."""
        return [fmpq(1)] + [fmpq(0)] * (self.dimension - 1)

    def parameters(self) -> tuple[fmpq, fmpq]:
        """lo and hi: the labels are those of f_a for lo < a ≤ hi."""
        numbered = list(enumerate(self.x1, start=1))
        return max(k * (x + self.radius) for k, x in numbered), min((k + 1) * (x - self.radius) for k, x in numbered)


def points(value: Any) -> Points:
    """Read a training set."""
    x1, delta, radius, dimension = members(value, "x1 delta radius dimension")
    return Points(listed(x1, rational), rational(delta), rational(radius), whole(dimension))


def interval(value: Any) -> Interval | None:
    """Read an interval that is not empty, or null for the empty one."""
    if value is None:
        return None
    left, lo, hi, right = listed(value, lambda v: v, 4)
    if left not in ("(", "[") or right not in (")", "]"):
        raise Malformed
    low, high = (None if end is None else rational(end) for end in (lo, hi))
    if (low is None and left == "[") or (high is None and right == "]"):
        raise Malformed
    if low is not None and high is not None and (low > high or (low == high and left + right != "[]")):
        raise Malformed
    return Interval(low, left == "[", high, right == "]")


def before(one: Interval, other: Interval) -> bool:
    """Whether all of one lies below all of the other."""
    if one.hi is None or other.lo is None:
        return False
    return one.hi < other.lo or (one.hi == other.lo and not (one.hi_closed and other.lo_closed))


def apart(one: Interval | None, other: Interval | None) -> bool:
    """Whether two intervals have no point in common."""
    return one is None or other is None or before(one, other) or before(other, one)


def spread(pieces: list[Piece]) -> Interval:
    """Return the interval between the first and the last value."""
    first, last = pieces[0], pieces[-1]
    ends = sorted([first.p + first.q * first.start, last.p + last.q * last.end])
    return Interval(ends[0], True, ends[1], True)


SHARED = "widths network_sha256 points dimension delta radius data_sha256 a_interval"


def shared(document: Document, claim: dict[str, Any], witness: dict[str, Any]) -> tuple[Network, Points, list[bool]]:
    """Read what both kinds have; say whether network, data and interval of a are the claim's and as required."""
    network, data = Network(witness["network"]), points(witness["data"])
    widths, fits = listed(claim["widths"], whole), text(claim["network_sha256"])
    count, dimension, delta, radius = (
        whole(claim["points"]),
        whole(claim["dimension"]),
        rational(claim["delta"]),
        rational(claim["radius"]),
    )
    lo, hi = listed(claim["a_interval"], rational, 2)
    named = text(claim["data_sha256"])
    is_network = (
        widths == network.widths
        and len(network.layers) >= 2
        and widths[-1] == 1
        and fits == document.sha256(witness["network"])
    )
    is_data = (
        count == len(data.x1) >= 1
        and dimension == data.dimension == network.widths[0] >= 2
        and delta == data.delta
        and radius == data.radius
        and 0 < data.delta <= data.radius
        and all(x <= 1 for x in data.x1)
        and named == document.sha256(witness["data"])
    )
    is_interval = is_data and (lo, hi) == data.parameters() and lo < hi and lo < 1 and 2 * hi >= 1
    return network, data, [is_network, is_data, is_interval]


INSTABILITY = "piece_bound g s t_interval eta eta_norm indices_sha256 failing failing_before broken promised"


def instability(document: Document, result: str, claim: Any, witness: Any) -> Iterator[Condition]:
    """Yield the conditions of A3 and A4 in order, each with whether it holds."""
    members(claim, f"{SHARED} {INSTABILITY}")
    _, _, g, s, cuts, indices = members(witness, "network data g s cuts indices")
    right, s, cuts = listed(g, interval, 2), whole(s), listed(cuts, rational)
    bound, eta, norm = rational(claim["piece_bound"]), listed(claim["eta"], rational), rational(claim["eta_norm"])
    claimed_g, claimed_s = listed(claim["g"], interval, 2), whole(claim["s"])
    span, named, listed_ = listed(claim["t_interval"], rational, 2), text(claim["indices_sha256"]), listed(indices, whole)
    counts = [whole(claim[name]) for name in ("failing", "failing_before", "broken", "promised")]
    network, data, (is_network, is_data, is_interval) = shared(document, claim, witness)
    n = len(data.x1)

    yield "A3.1", is_network and bound == network.piece_bound
    yield "A3.2", apart(*right) and claimed_g == right
    yield "A3.3", is_data
    yield "A3.4", is_interval
    yield "A3.5", (
        s in (0, 1)
        and s == claimed_s
        and len(cuts) > 0
        and all(t < later for t, later in pairwise(cuts))
        and -data.radius < cuts[0]
        and cuts[-1] < data.radius
        and _vector(data, s, cuts) == (span, eta, norm)
    )
    yield "A3.6", (
        all(k < later for k, later in pairwise(listed_))
        and all(1 <= k <= n for k in listed_)
        and named == document.sha256(indices)
    )
    network.refuse_much_work(n + len(listed_) * len(cuts))
    steps = list(pairwise(cuts)) or [(cuts[0], cuts[0])]
    moved = {
        k: [
            network.along(data.at(k, (data.label(k) - s) * data.delta), data.e1(), start, end) for start, end in steps
        ]
        for k in listed_
    }
    outside = all(apart(spread(pieces), right[data.label(k)]) for k, found in moved.items() for pieces in found)
    yield "A3.7", outside
    yield "A3.8", all(len(pieces) == 1 for found in moved.values() for pieces in found)
    failing_before = {
        k
        for k in range(1, n + 1)
        for piece in network.along(data.at(k, data.label(k) * data.delta), data.e1(), fmpq(0), fmpq(0))
        if apart(piece.image(), right[data.label(k)])
    }
    yield "A3.9", counts[:3] == [len(listed_), len(failing_before), len(set(listed_) - failing_before)]
    share = 4 if failing_before else 2
    yield "A3.10", counts[3] == max(0, -((1 + network.piece_bound - n) // share))
    yield "A3.11", counts[0] >= counts[3]
    if result == "A4":
        lo, hi = data.parameters()
        yield "A4.1", cuts[0] < cuts[-1]
        yield "A4.2", max(lo, fmpq(1, 2)) < min(hi, fmpq(1))
    for k, found in moved.items():
        assert all(apart(piece.image(), right[data.label(k)]) for pieces in found for piece in pieces)


def _vector(data: Points, s: int, cuts: list[fmpq]) -> tuple[list[fmpq], list[fmpq], fmpq]:
    """Return the interval of t, the η with |t| least, and its norm."""
    first, last = cuts[0], cuts[-1]
    t = fmpq(0) if first <= 0 <= last else first if first > 0 else last
    eta = [t, -s * data.delta] + [fmpq(0)] * (data.dimension - 2)
    return [first, last], eta, max(abs(v) for v in eta)


def stability(document: Document, _result: str, claim: Any, witness: Any) -> Iterator[Condition]:
    """Yield the conditions of A5 in order, each with whether it holds."""
    members(claim, SHARED)
    members(witness, "network data")
    network, data, (is_network, is_data, is_interval) = shared(document, claim, witness)
    yield "A5.1", is_network
    yield "A5.2", is_data
    yield "A5.3", is_interval
    weights = network.layers[0][0]
    yield "A5.4", all(weights[i, j] == 0 for i in range(weights.nrows()) for j in range(1, weights.ncols()))
    network.refuse_much_work(2 * len(data.x1))
    balls = {
        k: network.along(data.at(k, fmpq(0)), data.e1(), -data.radius, data.radius)
        for k in range(1, len(data.x1) + 1)
    }
    yield "A5.5", all(spread(pieces)[::2] == (data.label(k),) * 2 for k, pieces in balls.items())
    yield "A5.6", all(len(pieces) == 1 for pieces in balls.values())
    assert all(piece.image()[::2] == (data.label(k),) * 2 for k, pieces in balls.items() for piece in pieces)
