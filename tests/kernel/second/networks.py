"""Conditions A3.1–A4.2 and A5.1–A5.6: a network carried along a line, as affine functions of t between its kinks.

On an interval of t a layer's values are p + qt, a matrix with columns p and q. Where a pre-activation has a root inside
the interval is cut, so the pieces that come out are the network's restriction to the line, whatever it is. No output is
right on any piece, or the label is the output on all of them.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator
from itertools import pairwise
from math import prod
from typing import Any, NamedTuple

from flint import fmpq, fmpq_mat, fmpz

from tests.kernel.second.form import Document, Malformed, Unsupported, floats, listed, members, rational, states, whole

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


def common(entries: list[fmpq]) -> fmpz:
    """Return the common denominator, if it is not too long."""
    found = fmpz(1)
    for entry in entries:
        found = found.lcm(entry.q)
        if found.bit_length() > LONGEST_DENOMINATOR:
            raise Unsupported
    return found


class Network:
    """Layers as read from a certificate."""

    def __init__(self, value: Any) -> None:
        self.layers: list[tuple[fmpq_mat, list[fmpq]]] = []
        self.widths: list[int] = []
        for layer in listed(value):
            if isinstance(layer, dict) and "float" in layer:
                members(layer, "float weights bias")
                rows, shifts = floats(layer)
            else:
                weights, bias = members(layer, "weights bias")
                rows, shifts = listed(weights, lambda row: listed(row, rational)), listed(bias, rational)
            inputs = len(rows[0]) if rows else 0
            if not rows or len(shifts) != len(rows) or any(len(row) != inputs for row in rows):
                raise Malformed
            if self.widths[-1:] not in ([], [inputs]):
                raise Malformed
            self.widths = [*(self.widths or [inputs]), len(rows)]
            entries = [w for row in rows for w in row]
            common([*entries, *shifts])
            self.layers.append((fmpq_mat(len(rows), inputs, entries), shifts))

    @property
    def piece_bound(self) -> int:
        """P(N)."""
        return prod(width + 1 for width in self.widths[1:-1])

    def refuse_much_work(self, evaluations: int) -> None:
        """Raise `Unsupported` for numbers that would grow too long: an estimate of our own, in the documented unit."""
        work, held = 0, 64
        for weights, bias in self.layers:
            entries = [fmpq(w) for w in weights.entries()] + bias
            over = common(entries)
            longest = max((entry * over).p.bit_length() for entry in entries)
            a, b = -(-longest // 64), -(-held // 64)
            work += weights.nrows() * weights.ncols() * (8 + a * b)
            held += longest + over.bit_length()
        if work * evaluations > MOST_WORK:
            raise Unsupported

    def at(self, point: list[fmpq]) -> Interval:
        """Return the output at a point, as an interval."""
        return spread(self.along(point, [fmpq(0)] * len(point), fmpq(0), fmpq(0)))

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
        """The numbers lo and hi: the labels are those of f_a for lo < a ≤ hi."""
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
    left, lo, hi, right = listed(value, None, 4)
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
    """Return the closed interval between the first and the last value; of one piece, all values."""
    first, last = pieces[0], pieces[-1]
    ends = sorted([first.p + first.q * first.start, last.p + last.q * last.end])
    return Interval(ends[0], True, ends[1], True)


SHARED = "widths network_sha256 points dimension delta radius data_sha256 a_interval"
INSTABILITY = "piece_bound g s t_interval eta eta_norm indices_sha256 failing failing_before broken promised"


def _network(document: Document, claim: Any, witness: Any, condition: str) -> Generator[Condition, None, Network]:
    """The network is in NN_{N,L}, and the claim's."""
    network = Network(witness)
    yield from states(condition, claim, widths=network.widths, network_sha256=document.sha256(witness))
    yield condition, len(network.layers) >= 2 and network.widths[-1] == 1
    return network


def _data(
    document: Document, claim: Any, witness: Any, network: Network, condition: str
) -> Generator[Condition, None, Points]:
    """The points are of the theorem's form, and the claim's."""
    data = points(witness)
    n = len(data.x1)
    yield condition, n >= 1 and data.dimension == network.widths[0] >= 2
    yield condition, 0 < data.delta <= data.radius and all(x <= 1 for x in data.x1)
    yield from states(condition, claim, points=n, dimension=data.dimension, delta=data.delta, radius=data.radius)
    yield from states(condition, claim, data_sha256=document.sha256(witness))
    return data


def _labels(claim: Any, data: Points, condition: str) -> Iterator[Condition]:
    """The labels are those of f_a for an interval of a, and the claim says which."""
    lo, hi = data.parameters()
    yield condition, lo < hi and lo < 1 and 2 * hi >= 1
    yield from states(condition, claim, a_interval=[lo, hi])


def instability(document: Document, result: str, claim: Any, witness: Any) -> Iterator[Condition]:
    """Yield the conditions of A3 and A4 in order, each with whether it holds."""
    members(claim, f"{SHARED} {INSTABILITY}")
    members(witness, "network data g s cuts indices")
    network = yield from _network(document, claim, witness["network"], "A3.1")
    yield from states("A3.1", claim, piece_bound=fmpq(network.piece_bound))
    right = listed(witness["g"], interval, 2)
    yield "A3.2", apart(*right)
    yield from states("A3.2", claim, g=witness["g"])
    data = yield from _data(document, claim, witness["data"], network, "A3.3")
    yield from _labels(claim, data, "A3.4")
    s, cuts = whole(witness["s"]), listed(witness["cuts"], rational)
    yield "A3.5", s in (0, 1) and len(cuts) > 0
    yield "A3.5", all(t < later for t, later in pairwise([-data.radius, *cuts, data.radius]))
    t = fmpq(0) if cuts[0] <= 0 <= cuts[-1] else cuts[0] if cuts[0] > 0 else cuts[-1]
    eta = [t, -s * data.delta] + [fmpq(0)] * (data.dimension - 2)
    norm = max(abs(v) for v in eta)
    yield from states("A3.5", claim, s=s, t_interval=[cuts[0], cuts[-1]], eta=eta, eta_norm=norm)
    n, indices = len(data.x1), listed(witness["indices"], whole)
    yield "A3.6", all(1 <= k <= n for k in indices) and all(k < later for k, later in pairwise(indices))
    yield from states("A3.6", claim, indices_sha256=document.sha256(witness["indices"]))
    network.refuse_much_work(n + 2 * len(indices))
    for k in indices:
        base = data.at(k, (data.label(k) - s) * data.delta)
        start, *later = network.along(base, data.e1(), cuts[0], cuts[-1])
        right_here = right[data.label(k)]
        yield "A3.7", apart(spread([start._replace(end=start.start)]), right_here)
        yield "A3.8", all(apart(spread([piece]), right_here) for piece in (start, *later))
    before = {
        k for k in range(1, n + 1) if apart(network.at(data.at(k, data.label(k) * data.delta)), right[data.label(k)])
    }
    broken = len(set(indices) - before)
    yield from states("A3.9", claim, failing=len(indices), failing_before=len(before), broken=broken)
    promised = max(0, -((1 + network.piece_bound - n) // (4 if before else 2)))
    yield from states("A3.10", claim, promised=promised)
    yield "A3.11", len(indices) >= promised
    if result == "A4":
        lo, hi = data.parameters()
        yield "A4.1", cuts[0] < cuts[-1]
        yield "A4.2", max(lo, fmpq(1, 2)) < min(hi, fmpq(1))


def stability(document: Document, _result: str, claim: Any, witness: Any) -> Iterator[Condition]:
    """Yield the conditions of A5 in order, each with whether it holds."""
    members(claim, SHARED)
    members(witness, "network data")
    network = yield from _network(document, claim, witness["network"], "A5.1")
    data = yield from _data(document, claim, witness["data"], network, "A5.2")
    yield "A5.2", len(data.x1) >= 2
    yield from _labels(claim, data, "A5.3")
    weights = network.layers[0][0]
    yield "A5.4", all(weights[i, j] == 0 for i in range(weights.nrows()) for j in range(1, weights.ncols()))
    network.refuse_much_work(2 * len(data.x1))
    for k in range(1, len(data.x1) + 1):
        start, *later = network.along(data.at(k, fmpq(0)), data.e1(), -data.radius, data.radius)
        only = Interval(fmpq(data.label(k)), True, fmpq(data.label(k)), True)
        yield "A5.5", spread([start._replace(end=start.start)]) == only
        yield "A5.6", all(spread([piece]) == only for piece in (start, *later))
