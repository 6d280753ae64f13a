"""The claims of accepted certificates, looked at again by definition: rational arithmetic, sampling, no conditions.

`refuted` shares no code with the kernel and uses no argument of its proofs: networks are evaluated at points drawn at
random, labels by the formula of f_a, minimisers against other admitted points and all basic solutions, defeats run
by run. None means that nothing was found against the claim, an entry of text says what was.
"""

from __future__ import annotations

import hashlib
import json
from base64 import b64decode
from decimal import Decimal
from fractions import Fraction
from itertools import combinations, pairwise
from math import ceil, prod
from random import Random
from struct import iter_unpack
from typing import Any

ZERO, HALF, ONE = Fraction(0), Fraction(1, 2), Fraction(1)
Vector = list[Fraction]


def value(text: str) -> Fraction:
    mantissa, _, exponent = text.partition("*2^")
    top, _, bottom = mantissa.partition("/")  # Python's own integers have at most 4300 digits to be read
    return Fraction(int(Decimal(top)), int(Decimal(bottom or 1))) * Fraction(2) ** int(exponent or 0)


def vector(texts: list[str]) -> Vector:
    return [value(text) for text in texts]


def layers_of(network: list[dict[str, Any]]) -> list[tuple[list[Vector], Vector]]:
    """The weights and biases of layers, whose numbers are texts or the base64 of floats."""
    return [
        floats(layer) if "float" in layer else ([vector(row) for row in layer["weights"]], vector(layer["bias"]))
        for layer in network
    ]


def floats(layer: dict[str, Any]) -> tuple[list[Vector], Vector]:
    letter = {"float32": "f", "float64": "d"}[layer["float"]]
    weights, bias = (
        [Fraction(v) for (v,) in iter_unpack(f"<{letter}", b64decode(layer[key]))] for key in ("weights", "bias")
    )
    inputs = len(weights) // len(bias)
    return [weights[i * inputs : (i + 1) * inputs] for i in range(len(bias))], bias


def named(content: Any) -> str:
    text = json.dumps(content, sort_keys=True, separators=(",", ":")) + "\n"
    return hashlib.sha256(text.encode()).hexdigest()


def dot(u: Vector, v: Vector) -> Fraction:
    return sum((a * b for a, b in zip(u, v, strict=True)), ZERO)


def between(low: Fraction, high: Fraction, random: Random, count: int) -> Vector:
    return [low, high, *(low + (high - low) * Fraction(random.randrange(1, 1009), 1009) for _ in range(count))]


class Claimed:
    """The network and the data of a certificate of A3, A4 or A5."""

    def __init__(self, certificate: dict[str, Any], random: Random) -> None:
        self.claim, self.witness, self.random = certificate["claim"], certificate["witness"], random
        self.layers = layers_of(self.witness["network"])
        data = self.witness["data"]
        self.x1, self.delta, self.radius = vector(data["x1"]), value(data["delta"]), value(data["radius"])
        self.dimension = data["dimension"]

    def at(self, point: Vector) -> Fraction:
        for index, (rows, bias) in enumerate(self.layers):
            if index:
                point = [max(ZERO, z) for z in point]
            point = [dot(row, point) + b for row, b in zip(rows, bias, strict=True)]
        assert len(point) == 1
        return point[0]

    def point(self, k: int, first: Fraction, second: Fraction) -> Vector:
        return [self.x1[k - 1] + first, second] + [ZERO] * (self.dimension - 2)

    def wrong(self) -> str | None:
        """What speaks against the parts that all these claims share."""
        claim, n = self.claim, len(self.x1)
        stated = (claim["points"], claim["dimension"], value(claim["delta"]), value(claim["radius"]), claim["widths"])
        widths = [len(self.layers[0][0][0]), *(len(bias) for _, bias in self.layers)]
        if stated != (n, self.dimension, self.delta, self.radius, widths):
            return "the claim is about other data"
        names = (named(self.witness["network"]), named(self.witness["data"]))
        if (claim["network_sha256"], claim["data_sha256"]) != names:
            return "the claim names others"
        if not (n and 0 < self.delta <= self.radius and all(0 <= x <= 1 for x in self.x1)):
            return "the points are not of the form"
        if any(abs(x - y) < 2 * self.radius for x, y in combinations(self.x1[:40], 2)):
            return "the points are too close"
        low, high = vector(claim["a_interval"])
        for a in between(max(low, HALF), min(high, ONE), self.random, 4)[low >= HALF :]:
            for k, x in enumerate(self.x1, 1):
                for t in between(-self.radius, self.radius, self.random, 2):
                    if x + t <= 0 or ceil(a / (x + t)) % 2 != (k + 1) % 2:
                        return f"f_a is not constant on ball {k} for a = {a}"
        return None


def refuted_instability(certificate: dict[str, Any], random: Random) -> str | None:  # noqa: PLR0911
    it = Claimed(certificate, random)
    claim, n = it.claim, len(it.x1)
    s, (t0, t1), eta = claim["s"], vector(claim["t_interval"]), vector(claim["eta"])
    if found := it.wrong():
        return found

    def fails(k: int, t: Fraction, second: Fraction) -> bool:
        return not inside(it.at(it.point(k, t, second)), claim["g"][(k + 1) % 2])

    indices = set(it.witness["indices"])
    ts = [*between(t0, t1, random, 3), eta[0]]
    for t in ts:
        if not (t0 <= t <= t1 and abs(t) < it.radius):
            return "t is not in its interval"
        if not all(1 <= k <= n and fails(k, t, it.delta * ((k + 1) % 2 - s)) for k in indices):
            return f"a point does not fail at t = {t}"
    before = {k for k in range(1, n + 1) if fails(k, ZERO, it.delta * ((k + 1) % 2))}
    pieces = prod(w + 1 for w in claim["widths"][1:-1])
    promised = max(0, ceil(Fraction(n - pieces - 1, 4 if before else 2)))
    counts = (len(indices), len(before), len(indices - before), promised)
    if counts != tuple(claim[key] for key in ("failing", "failing_before", "broken", "promised")):
        return "the counts are others"
    if eta != [eta[0], -s * it.delta] + [ZERO] * (it.dimension - 2) or len(indices) < promised:
        return "eta is another, or the promise is not kept"
    if not value(claim["eta_norm"]) == max(map(abs, eta)) <= it.radius or value(claim["piece_bound"]) != pieces:
        return "the norm or the bound is another"
    low, high = vector(claim["a_interval"])
    if certificate["result"] == "A4" and not (t0 < t1 and max(low, HALF) < min(high, ONE)):
        return "an interval is a point"
    return "both labels are right somewhere" if overlap(*claim["g"]) else None


def inside(y: Fraction, interval: list[Any] | None) -> bool:
    if interval is None:
        return False
    left, low, high, right = interval
    over = low is None or (y > value(low) or (left == "[" and y == value(low)))
    return over and (high is None or (y < value(high) or (right == "]" and y == value(high))))


def overlap(one: list[Any] | None, two: list[Any] | None) -> bool:
    """Whether two intervals have a common point: an end of one, or something next to it."""
    ends = sorted({value(e) for part in (one, two) if part for e in part[1:3] if e is not None})
    middles = [(a + b) / 2 for a, b in pairwise(ends)]
    outside = [ends[0] - 1, ends[-1] + 1] if ends else [ZERO]
    return any(inside(y, one) and inside(y, two) for y in [*ends, *middles, *outside])


def refuted_stability(certificate: dict[str, Any], random: Random) -> str | None:
    it = Claimed(certificate, random)
    if len(it.x1) < 2:
        return "A5 does not speak of one point"
    for k in range(1, len(it.x1) + 1):
        for t in between(-it.radius, it.radius, random, 4):
            point = it.point(k, t, ZERO)
            moved = [point[0], *(random.choice([-it.radius, it.radius, 2 * it.radius, ZERO]) for _ in point[1:])]
            if it.at(moved) != (k + 1) % 2:
                return f"not the label on ball {k} at t = {t}"
    return it.wrong()


def cost(problem: tuple[str, Fraction, Fraction], rows: list[Vector], y: Vector, z: Vector) -> Any:
    """(l^1 part, squared residual), or None if z is not admitted."""
    kind, lam, eta = problem
    residual = [b - dot(row, z) for row, b in zip(rows, y, strict=True)]
    square = dot(residual, residual)
    if (kind == "P1" and square > eta**2) or (kind == "LP" and (square or min(z) < 0)):
        return None
    return lam * sum(map(abs, z), ZERO), square


def less(kind: str, one: Any, two: Any) -> bool:
    (a, s), (b, t) = one, two
    if kind in ("P1", "LP"):
        return bool(a < b)
    if kind == "P2":
        return bool(a + s < b + t)
    c = b - a  # sqrt(s) < c + sqrt(t)
    if c >= 0:
        return bool(s - c * c - t < 0 or (s - c * c - t) ** 2 < 4 * c * c * t)
    return bool(t - s - c * c > 0 and 4 * c * c * s < (t - s - c * c) ** 2)


def basic_solutions(rows: list[Vector], y: Vector) -> list[Vector]:
    """All z with Az = y whose support has linearly independent columns, for small A."""
    found, n = [], len(rows[0])
    for columns in combinations(range(n), len(rows)) if n <= 6 else ():
        table = [[row[j] for j in columns] + [b] for row, b in zip(rows, y, strict=True)]
        if solution := eliminated(table):
            z = [ZERO] * n
            for j, v in zip(columns, solution, strict=True):
                z[j] = v
            found.append(z)
    return found


def eliminated(table: list[Vector]) -> Vector | None:
    for i in range(len(table)):
        pivot = next((r for r in range(i, len(table)) if table[r][i]), None)
        if pivot is None:
            return None
        table[i], table[pivot] = table[pivot], table[i]
        table[i] = [v / table[i][i] for v in table[i]]
        for r in range(len(table)):
            if r != i:
                table[r] = [v - table[r][i] * w for v, w in zip(table[r], table[i], strict=True)]
    return [row[-1] for row in table]


def refuted_solution(
    claim: dict[str, Any], body: dict[str, Any], x: Vector, unique: bool, random: Random
) -> str | None:
    kind = claim["problem"]
    problem = (kind, value(claim["lambda"]), value(claim["eta"]))
    rows, y = [vector(row) for row in body["matrix"]], vector(body["y"])
    best = cost(problem, rows, y, x)
    if best is None:
        return "x is not admitted"
    others = basic_solutions(rows, y)
    for scale in (ONE, Fraction(1, 100), Fraction(1, 10**6)):
        others += [[v + scale * random.randint(-2, 2) * random.randint(0, 1) for v in x] for _ in range(20)]
    others += [[v * f for v in x] for f in (ZERO, HALF, Fraction(99, 100), Fraction(101, 100))]
    for z in others:
        other = cost(problem, rows, y, z)
        if other is not None and z != x and (less(kind, other, best) or (unique and not less(kind, best, other))):
            return f"{z} costs {'no more' if unique else 'less'} than x"
    return None


def refuted_minimiser(certificate: dict[str, Any], random: Random) -> str | None:
    claim, body = certificate["claim"], certificate["witness"]
    if claim["data_sha256"] != named({key: body[key] for key in ("matrix", "y")}):
        return "the claim names other data"
    return refuted_solution(claim, body, vector(claim["x"]), claim["unique"], random)


def refuted_separation(certificate: dict[str, Any], random: Random) -> str | None:
    claim, pair = certificate["claim"], certificate["witness"]
    one, two = ([v for row in [*body["matrix"], body["y"]] for v in vector(row)] for body in pair)
    if claim["data_sha256"] != named(pair) or len(one) != len(two):
        return "the claim names other data"
    if any(abs(v - w) * 2 ** claim["level"] > 1 for v, w in zip(one, two, strict=True)):
        return "the inputs are not that close"
    off = [abs(v - w) for v, w in zip(*(vector(body["x"]) for body in pair), strict=True)]
    distance = {"1": sum(off, ZERO), "2": dot(off, off), "inf": max(off)}[claim["norm"]]
    if value(claim["distance"]) != distance or distance == 0:
        return "the distance is another"
    square = distance if claim["norm"] == "2" else distance**2
    moved, half = max(abs(v - w) for v, w in zip(one, two, strict=True)), value(claim["accuracy"])
    if moved**2 * (value(claim["ratio"]) if claim["norm"] == "2" else value(claim["ratio"]) ** 2) != square:
        return "the ratio is another"
    if not ZERO < Fraction(1, 2 ** claim["level"]) < half or moved >= half or square <= (half + half) ** 2:
        return "the accuracy is finer than the data, or some answer has it for both"
    found = [refuted_solution(claim, body, vector(body["x"]), True, random) for body in pair]
    return found[0] or found[1]


def refuted_recovery(certificate: dict[str, Any], random: Random) -> str | None:
    """Look for a sparse x that the data admit, farther from z than the bound: on supports, by least squares."""
    claim, body = certificate["claim"], certificate["witness"]
    rows, y, z = [vector(row) for row in body["matrix"]], vector(body["y"]), vector(claim["z"])
    bound, noise = value(claim["bound"]), value(claim["noise"])
    if claim["data_sha256"] != named({key: body[key] for key in ("matrix", "y")}):
        return "the claim names other data"
    if bound < 0 or noise < 0:
        return "the bound or the noise is negative"
    order = min(claim["order"], len(z), 4)
    for _ in range(40):
        support = random.sample(range(len(z)), order)
        columns = [[row[j] for row in rows] for j in support]
        solution = eliminated([[dot(a, b) for b in columns] + [dot(a, y)] for a in columns])
        for scale in (ZERO, noise / 4, noise) if solution else ():
            x = [ZERO] * len(z)
            for j, v in zip(support, solution or [], strict=True):
                x[j] = v + scale * Fraction(random.randint(-4, 4), 4)
            residual = [dot(row, x) - b for row, b in zip(rows, y, strict=True)]
            off = [v - w for v, w in zip(x, z, strict=True)]
            if dot(residual, residual) <= noise**2 and dot(off, off) > bound**2:
                return f"{x} is farther from z"
    return None


def refuted(content: bytes, random: Random) -> str | None:
    """Return what speaks against the claim of an accepted certificate, or None."""
    from tests.kernel.recompute_defeats import refuted_defeat
    from tests.kernel.recompute_flags import refuted_flag
    from tests.kernel.recompute_misses import refuted_miss
    from tests.kernel.recompute_programs import refuted_trust_program, refuted_two_programs
    from tests.kernel.recompute_solutions import refuted_exact
    from tests.kernel.recompute_trusts import refuted_trust, refuted_two_answers
    from tests.kernel.recompute_universals import refuted_universal
    from tests.kernel.recompute_witnesses import refuted_witness

    certificate = json.loads(content)
    lp = certificate["claim"].get("problem") == "LP"
    kinds = {
        "instability": refuted_instability,
        "stability": refuted_stability,
        "minimiser": refuted_minimiser,
        "separation": refuted_separation,
        "defeat": refuted_defeat,
        "flag": refuted_flag,
        "miss": refuted_miss,
        "recovery": refuted_recovery,
        "solution": refuted_exact,
        "trust": refuted_trust_program if lp else refuted_trust,
        "two-answers": refuted_two_programs if lp else refuted_two_answers,
        "universal": refuted_universal,
        "witness": refuted_witness,
    }
    return kinds[certificate["kind"]](certificate, random)


def shows_nothing(content: bytes) -> bool:
    """Tell whether the claim would stand whatever the perturbation, the matrix or z were."""
    from tests.kernel.recompute_misses import shows_nothing_miss
    from tests.kernel.recompute_solutions import shows_nothing_exact
    from tests.kernel.recompute_trusts import shows_nothing_trust
    from tests.kernel.recompute_universals import shows_nothing_universal
    from tests.kernel.recompute_witnesses import shows_nothing_witness

    apart = {
        "miss": shows_nothing_miss,
        "solution": shows_nothing_exact,
        "trust": shows_nothing_trust,
        "universal": shows_nothing_universal,
        "witness": shows_nothing_witness,
    }
    certificate = json.loads(content)
    claim, witness, kind = certificate["claim"], certificate["witness"], certificate["kind"]
    if kind == "instability":
        it = Claimed(certificate, Random(1))
        still = [inside(it.at(it.point(k, ZERO, it.delta * ((k + 1) % 2))), claim["g"][(k + 1) % 2])
                 for k in witness["indices"]]  # fmt: skip
        promised = len(it.x1) - 1 > prod(len(bias) + 1 for _, bias in it.layers[:-1])
        return not (promised or any(still)) or None in claim["g"][: len(it.x1)]
    if kind in apart:
        return apart[kind](certificate) if certificate["result"] != "T2" else False
    if kind == "minimiser":
        rows, y = [vector(row) for row in witness["matrix"]], vector(witness["y"])
        problem = (claim["problem"], value(claim["lambda"]), value(claim["eta"]))
        least, square = cost(problem, rows, y, vector(claim["x"]))
        return bool(least == 0 and (square == 0 or claim["problem"] == "P1"))
    if kind == "recovery":
        z, y, lam = vector(claim["z"]), vector(witness["y"]), value(claim["lambda"])
        shown = lam * sum(map(abs, z), ZERO) + value(witness["residual"])
        return z != [ZERO] * len(z) and less("P3", (ZERO, dot(y, y)), (shown, ZERO))
    return kind == "flag" and value(claim.get("raised", ["1"])[0]) == 0
