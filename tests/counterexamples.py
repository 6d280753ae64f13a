"""Two hundred counterexample files made by hand: right, wrong by a hair, outside the box by a hair.

The networks are sums of |x_i - p_i| with factors, so that the outputs at a point are known from a formula, and the
properties are written about these outputs; what is right is known before anything is read.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Context
from fractions import Fraction
from pathlib import Path
from random import Random

from constructions.interchange import write_network
from theory.layers import Layer
from theory.networks import ReluNetwork

HAIR = Fraction(1, 2**60)
COUNT = 200
EXACT = Context(prec=2000)


@dataclass(frozen=True)
class Case:
    """A network, a property and a counterexample as texts; whether it is one, and by how much its bounds must rise."""

    name: str
    network: ReluNetwork
    property: str
    witness: str
    outputs: tuple[Fraction, ...]
    right: bool
    excess: Fraction


def decimal(value: Fraction) -> str:
    """All digits of a dyadic rational."""
    return format(EXACT.divide(EXACT.create_decimal(value.numerator), EXACT.create_decimal(value.denominator)), "f")


def scientific(value: Fraction) -> str:
    """The same with an exponent."""
    return format(EXACT.divide(EXACT.create_decimal(value.numerator), EXACT.create_decimal(value.denominator)), "e")


@dataclass(frozen=True)
class Peaks:
    """The function y_j = d_j + c_j (|x_1 - p_1| + … + |x_n - p_n|) and a point, all y_j dyadic there."""

    centre: tuple[Fraction, ...]
    factors: tuple[Fraction, ...]
    shifts: tuple[Fraction, ...]
    point: tuple[Fraction, ...]

    @property
    def outputs(self) -> tuple[Fraction, ...]:
        """The outputs at the point, by the formula."""
        distance = sum(abs(x - p) for x, p in zip(self.point, self.centre, strict=True))
        return tuple(c * distance + d for c, d in zip(self.factors, self.shifts, strict=True))

    @property
    def network(self) -> ReluNetwork:
        """|t| = rho(t) + rho(-t)."""
        n = len(self.centre)
        rows = [[sign * (i == j) for j in range(n)] for i in range(n) for sign in (1, -1)]
        bias = [-sign * p for p in self.centre for sign in (1, -1)]
        last = Layer.of([[c] * (2 * n) for c in self.factors], self.shifts)
        return ReluNetwork((Layer.of(rows, bias), last))


def peaks(random: Random) -> Peaks:
    """Factors are thirds or doubles; distances are multiples of 3, so that thirds do not show."""
    n, k = random.randint(1, 4), random.randint(2, 3)
    centre = tuple(Fraction(random.randint(-99, 99), 2 ** random.randint(0, 20)) for _ in range(n))
    point = tuple(p + 3 * Fraction(random.randint(-99, 99), 2 ** random.randint(0, 50)) for p in centre)
    thirds = random.random() < 0.5
    factors = tuple(Fraction(random.randint(-9, 9), 3 if thirds else 2 ** random.randint(0, 40)) for _ in range(k))
    return Peaks(centre, factors, tuple(Fraction(random.randint(-99, 99), 16) for _ in range(k)), point)


class Writer:
    """One property in version 1 or 2.0: names of variables, the declarations, the box about the point."""

    def __init__(self, it: Peaks, two: bool, random: Random) -> None:
        self.it, self.two = it, two
        self.number = random.choice([decimal, scientific])
        self.shape = (1, len(it.point)) if random.random() < 0.5 else (len(it.point), 1)

    def x(self, i: int) -> str:
        if not self.two:
            return f"X_{i}"
        return f"X[0,{i}]" if self.shape[0] == 1 else f"X[{i},0]"

    def y(self, j: int) -> str:
        return f"Y[0,{j}]" if self.two else f"Y_{j}"

    def head(self) -> str:
        n, k = len(self.it.point), len(self.it.shifts)
        if self.two:
            shape = ",".join(map(str, self.shape))
            return (
                "(vnnlib-version <2.0>)\n(declare-network N\n"
                f"  (declare-input X float32 [{shape}])\n  (declare-output Y float32 [1,{k}])\n)\n"
            )
        return "".join(f"(declare-const {v} Real)\n" for v in [*map(self.x, range(n)), *map(self.y, range(k))])

    def box(self, room: list[Fraction]) -> str:
        """Bounds whose upper ends leave so much room; below there is room of 1."""
        lines = []
        for i, (v, r) in enumerate(zip(self.it.point, room, strict=True)):
            lines += [f"(assert (<= {self.x(i)} {self.number(v + r)}))\n"]
            lines += [f"(assert (>= {self.x(i)} {self.number(v - 1)})) ; {i}\n"]
        return "".join(lines)

    def witness(self, random: Random) -> str:
        """The point in the form of its version, with outputs that are stated, wrongly at times, or not."""
        outputs = [v + random.choice([0, HAIR]) for v in self.it.outputs] if random.random() < 0.7 else []
        if self.two:
            shape = ",".join(map(str, self.shape))
            parts = [("X", shape, self.it.point), *([("Y", f"1,{len(outputs)}", outputs)] if outputs else [])]
            return "sat\n" + "".join(f"{n} float32 [{s}]\n" + "".join(f"{self.number(v)}\n" for v in vs)
                                     for n, s, vs in parts)  # fmt: skip
        pairs = [f"(X_{i} {self.number(v)})" for i, v in enumerate(self.it.point)]
        pairs += [f"(Y_{j} {self.number(v)})" for j, v in enumerate(outputs)]
        return random.choice(["sat\n", ""]) + "(" + random.choice([" ", "\n "]).join(pairs) + ")\n"


def questions(w: Writer, gap: Fraction) -> Iterator[tuple[str, str, bool]]:
    """Yield assertions about the outputs whose excess is `gap`, and whether they are strict."""
    y, n = w.it.outputs, w.number
    first, second = w.y(0), w.y(1)
    yield "at most", f"(assert (<= {first} {n(y[0] - gap)}))", False
    yield "at least", f"(assert (>= {first} {n(y[0] + gap)}))", False
    yield "number first", f"(assert (<= {n(y[1] + gap)} {second}))", False
    yield "each other", f"(assert (<= {first} (+ {second} {n(y[0] - y[1] - gap)})))", False
    yield "linear", f"(assert (>= (- (* 2 {first}) {second} {n(2 * y[0] - y[1] + gap)}) 0))", False
    far = f"(>= {second} {n(y[1] + 5)})"
    yield "or", f"(assert (or {far} (<= {first} {n(y[0] - gap)})))", False
    near = f"(and (>= {first} {n(y[0] - 3)}) (<= {second} {n(y[1] - gap)}) (>= {w.x(0)} {n(w.it.point[0] - 2)}))"
    yield "or of and", f"(assert (or (and {far} (<= {first} 0)) {near}))", False
    yield (
        "and of or",
        f"(assert (and (or {far} (or (<= {second} {n(y[1] - gap)}) {far})) (<= {first} {n(y[0] + 4)})))",
        False,
    )
    yield "strict", f"(assert (< {first} {n(y[0] - gap)}))", True
    yield "strictly each other", f"(assert (or (> (- {first} {second}) {n(y[0] - y[1] + gap)}) {far}))", True


def cases() -> list[Case]:
    """The two hundred."""
    random, found = Random(16), []
    kinds = [
        ("right", Fraction(-1, 2), Fraction(1)),
        ("boundary", Fraction(0), Fraction(1)),
        ("by a hair", -HAIR, Fraction(1)),
        ("misses", HAIR, Fraction(1)),
        ("at the box", Fraction(-1, 2), Fraction(0)),
        ("outside", Fraction(-1, 2), -HAIR),
    ]
    while len(found) < COUNT:
        number = len(found)
        kind, gap, room = kinds[number % len(kinds)]
        it = peaks(random)
        w = Writer(it, two=number % 4 > 1, random=random)
        rooms = [Fraction(1)] * len(it.point)
        rooms[random.randrange(len(rooms))] = room
        what, text, strict = list(questions(w, gap))[number // len(kinds) % 10]
        excess = max(gap, -room, Fraction(-1))
        right = gap < 0 or (gap == 0 and not strict)
        found.append(
            Case(
                f"{number:03}-{kind}-{what}".replace(" ", "-"),
                it.network,
                w.head() + w.box(rooms) + text + "\n",
                w.witness(random),
                it.outputs,
                right and room >= 0,
                excess,
            )
        )
    return found


def write(folder: Path) -> list[Case]:
    """Write the files and the list of them, as `barriers replay --batch` takes them."""
    rows, made = [], cases()
    for name in ("nets", "props", "found"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    for case in made:
        doubles = all(v.denominator & (v.denominator - 1) == 0 for layer in case.network.layers
                      for row in (*layer.weights, layer.bias) for v in row)  # fmt: skip
        names = (
            f"nets/{case.name}.{'npz' if doubles else 'json'}",
            f"props/{case.name}.vnnlib",
            f"found/{case.name}.txt",
        )
        write_network(case.network, folder / names[0])
        (folder / names[1]).write_text(case.property)
        (folder / names[2]).write_text(case.witness)
        rows.append(",".join(names))
    (folder / "instances.csv").write_text("network,property,counterexample\n" + "\n".join(rows) + "\n")
    return made
