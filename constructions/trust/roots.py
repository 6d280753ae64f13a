"""Basis pursuit with noise (P1) and the square-root LASSO (P3): the exact minimiser, which has a root in it (T0).

P1: min ||z||_1 s.t. ||Az - y||_2 <= eta.  P3: min lambda ||z||_1 + ||Az - y||_2.  The only minimiser is one of a LASSO
with a threshold t >= 0, and t is what makes its residual as long as eta, or as t/lambda.  On a piece, a support S with
signs s, the residual is r + t v, r orthogonal to A_S and A_S^T v = s; so t^2 is rational, and the minimiser is a + b t.
Each guess of t leads to a piece, which holds t, or is left out with all beyond it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Self

from constructions.blocks import Block
from constructions.certificates import envelope, sha256
from constructions.exact_minimisers import freedom
from constructions.exact_simplex import independent
from constructions.misses import PRIMES, long_text
from constructions.trust.active_sets import Several, minimiser
from constructions.trust.budget import OutOfSteps
from constructions.trust.grams import Gram
from constructions.trust.pieces import Piece, independent_rows, piece, sign_with_root
from constructions.trust.regressions import Regression
from theory.exact import BarriersError, Brief, brief, rational, sqrt_enclosure, write_rational

__all__ = ["Apart", "NotShown", "RootProblem", "Rooted", "SeveralRooted", "root_certificate", "rooted"]

ZERO, ONE, HALF = Fraction(0), Fraction(1), Fraction(1, 2)
BITS, GUESSES = 64, 400
"""Bits of a guess of t, and guesses, at most."""
Vector = tuple[Fraction, ...]
Told = Callable[[str], None] | None


@dataclass(frozen=True, repr=False)
class RootProblem(Brief):
    """P1 with eta >= 0, or P3 with lambda > 0, for rational columns and y; raises `BarriersError` for other parameters.

    >>> RootProblem.of("P3", [[1, 0], [0, 1]], [2, 0], lam="1/2")
    <RootProblem: P3, 2 x 2>
    """

    kind: str
    columns: tuple[Block, ...]
    y: Block
    lam: Fraction = ONE
    eta: Fraction = ZERO
    names: tuple[str, ...] = ()

    @classmethod
    def of(cls, kind: str, matrix: Any, y: Any, lam: Any = 1, eta: Any = 0, names: Iterable[str] = ()) -> Self:
        """Return the problem of rows of anything that holds numbers; raises as `Regression.of` does."""
        like = Regression.of(matrix, y, 1, names=tuple(names))
        return cls(kind, like.columns, like.y, rational(lam), rational(eta), like.names)

    def __post_init__(self) -> None:
        if self.kind not in ("P1", "P3"):
            raise BarriersError(f"problems with a root are P1 and P3, got {self.kind!r:.40}")
        if self.kind == "P1" and (self.lam != 1 or self.eta < 0):
            raise BarriersError(f"P1 needs eta >= 0 and has no lambda, got {brief(self.eta)}, {brief(self.lam)}")
        if self.kind == "P3" and (self.lam <= 0 or self.eta):
            raise BarriersError(f"P3 needs lambda > 0 and has no eta, got {brief(self.lam)}, {brief(self.eta)}")

    @property
    def rows(self) -> int:
        """The number m of rows."""
        return len(self.y.values)

    @property
    def size(self) -> int:
        """The number n of columns."""
        return len(self.columns)

    @property
    def told(self) -> str:
        """The kind and the shape."""
        return f"{self.kind}, {self.rows} x {self.size}"

    def data_json(self) -> dict[str, Any]:
        """Return the data as certificates hold them.

        >>> RootProblem.of("P1", [[1]], [2]).data_json()["y"]
        {'over': '1', 'values': '2'}
        """
        return self.at(ONE).data_json()

    def at(self, threshold: Fraction) -> Regression:
        """Return the LASSO with this threshold.

        >>> RootProblem.of("P1", [[1]], [2]).at(HALF).thresholds
        (Fraction(1, 2),)
        """
        none = (ZERO,) * self.size
        return Regression(self.columns, self.y, (threshold,) * self.size, none, None, self.names)

    def beyond(self, t: Fraction, square: Fraction) -> bool:
        """Whether the minimiser's t is less than this t, whose residual has this squared length."""
        return square > self.eta**2 if self.kind == "P1" else t * t > self.lam**2 * square

    def fits(self, t: Fraction, square: Fraction) -> bool:
        """Whether it is the minimiser's t."""
        return square == self.eta**2 if self.kind == "P1" else t * t == self.lam**2 * square

    def root(self, found: Piece) -> Fraction | None:
        """Return the t^2 > 0 for which a piece's residual is as long as it must be; None if there is none."""
        still, moved = found.still, found.moved
        if self.kind == "P1":
            over, below = self.eta**2 - still, moved
        else:
            over, below = self.lam**2 * still, 1 - self.lam**2 * moved
        return over / below if over > 0 and below > 0 else None


class NotShown(BarriersError):
    """It is open which the minimiser is, and whether it is the only one."""


class SeveralRooted(BarriersError):
    """The problem has more than one minimiser: no support is that of the answer (T0)."""

    def __init__(self, problem: RootProblem) -> None:
        super().__init__("the problem has more than one minimiser: no support is that of the answer")
        self.problem = problem


@dataclass(frozen=True, repr=False)
class Apart(Brief):
    """P1 has no feasible point: u is orthogonal to all columns, and <u, y> > eta ||u||_2 (T0)."""

    problem: RootProblem
    u: Vector

    @property
    def told(self) -> str:
        """That nothing is feasible."""
        return f"{self.problem.told}, nothing is feasible"


@dataclass(frozen=True, repr=False)
class Rooted(Brief):
    """The only minimiser a + b t of a problem, t >= 0 the root of `square`, b = 0 if that is 0 (T0).

    Where t = 0, `dual` is v: <A_j, v> = sign x_j on the support, |<A_j, v>| <= 1 elsewhere.  `rows` are those of a
    minor that is a unit modulo `modulus`, and with `pushed`, if it is needed, shows that this is the only minimiser.
    """

    problem: RootProblem
    support: tuple[int, ...]
    a: Vector
    b: Vector
    square: Fraction
    dual: Vector | None
    rows: tuple[int, ...]
    modulus: int
    pushed: Vector | None = None

    @property
    def told(self) -> str:
        """The size of the support."""
        return f"{self.problem.told}, {len(self.support)} entries that are not 0"

    @property
    def signs(self) -> tuple[int, ...]:
        """The signs of the entries on the support."""
        return tuple(sign_with_root(p, q, self.square) for p, q in zip(self.a, self.b, strict=True))

    def enclosed(self, bits: int = BITS) -> tuple[tuple[Fraction, Fraction], ...]:
        """Return an interval for each entry on the support, from t to within 2**-bits.

        >>> rooted(RootProblem.of("P1", [[1, 0], [0, 1]], [2, 0], eta="1/2")).enclosed()
        ((Fraction(3, 2), Fraction(3, 2)),)
        """
        low, high = sqrt_enclosure(self.square, bits)
        ends = ([p + q * low, p + q * high] for p, q in zip(self.a, self.b, strict=True))
        return tuple((min(pair), max(pair)) for pair in ends)


def rooted(problem: RootProblem, *, steps: int = 10_000, told: Told = None) -> Rooted | Apart:
    """Return the only minimiser of P1 or P3, exactly, or why P1 has none (T0).

    Raises `SeveralRooted` if there is more than one minimiser, and `NotShown` where LASSOs on the way need more than
    `steps`: it is open then which the minimiser is, and whether it is the only one.

    >>> found = rooted(RootProblem.of("P3", [[1, 0], [0, 1]], [2, 1], lam="3/4"))
    >>> found.support, found.a, found.b, found.square
    ((0,), (Fraction(2, 1),), (Fraction(-1, 1),), Fraction(9, 7))
    """
    return _Search(problem, steps, told).run()


class _Search:
    """A bracket of t, and the inner products of the data."""

    def __init__(self, problem: RootProblem, steps: int, told: Told) -> None:
        self.problem, self.steps, self.told = problem, steps, told
        self.gram = Gram(problem.at(ONE))
        self.length = _squared(problem.y.values, problem.y.over)
        self.low, self.high = ZERO, ZERO
        self.start: Vector | None = None

    def run(self) -> Rooted | Apart:
        """Look for the piece of the minimiser."""
        problem = self.problem
        if problem.kind == "P1":
            if self.length <= problem.eta**2:
                return Rooted(problem, (), (), (), ZERO, None, (), PRIMES[0])
            if (rest := self.least()) is not None:
                return Apart(problem, rest)
            self.high = max(abs(Fraction(p, e)) for p, _, e in piece(self.gram, [], []).slopes)
            guess = _between(ZERO, self.high, self.high / 2)
        else:
            guess = self.high = _root(problem.lam**2 * self.length) + 1 / Fraction(2**BITS)
        for count in range(GUESSES):
            if self.told:
                self.told(f"guess {count + 1} of the threshold: {brief(guess)}")
            found = self.at(guess)
            if isinstance(found, Rooted):
                return found
            guess = found
        raise NotShown(f"{GUESSES} guesses of the threshold did not lead to the minimiser: it is open which it is")

    def at(self, guess: Fraction) -> Rooted | Fraction:
        """Return the minimiser if its t is on the piece of a guess, else the next guess."""
        try:
            x = minimiser(self.problem.at(guess), self.start, steps=self.steps, gram=self.gram).vector
        except Several as several:
            x = several.x
        except OutOfSteps as error:
            raise NotShown(f"it is open which the minimiser is: {error}") from None
        self.start = x
        support = [j for j, v in enumerate(x) if v]
        here = piece(self.gram, support, [1 if x[j] > 0 else -1 for j in support])
        length, square = here.still + guess**2 * here.moved, self.problem.root(here)
        low, high = here.knots(guess)
        if self.problem.fits(guess, length):
            return self.shown(here, guess**2)
        if square and low**2 <= square and (high is None or square <= high**2):
            return self.shown(here, square)
        if not self.problem.beyond(guess, length):
            self.low = guess if high is None else high
        elif low:
            self.high = low
        else:
            return self.at_zero(here)
        return self.next(square)

    def next(self, square: Fraction | None) -> Fraction:
        """Return a guess in the bracket: a root if it is there, else the middle, or a quarter if it begins at 0."""
        root = _root(square) if square else ZERO
        middle = (self.low + self.high) / 2 if self.low else self.high / 4
        return _between(self.low, self.high, root if self.low < root < self.high else middle)

    def least(self) -> Vector | None:
        """Return the least residual if it is longer than eta: it is orthogonal to all columns."""
        table = [[Fraction(v) for v in column.values] for column in self.problem.columns]
        for prime in PRIMES:
            places = independent(table, prime)
            found = piece(self.gram, places, [0] * len(places))
            if not any(p for p, _, _ in found.slopes):
                return _fractions(found.rest, found.over) if found.still > self.problem.eta**2 else None
        raise NotShown("the rank of A is not found: it is open whether a point is feasible")

    def shown(self, here: Piece, square: Fraction) -> Rooted:
        """Return the minimiser with this t^2 > 0 on a piece that holds there, maybe just at an end."""
        signs = here.coefficient_signs(square)
        if 0 in signs:
            kept = [(j, s) for j, s in zip(here.support, signs, strict=True) if s]
            here = piece(self.gram, [j for j, _ in kept], [s for _, s in kept])
        more = [self.problem.y.values] if self.problem.kind == "P3" else []
        rows, modulus, push = self.single(here.support, here.ties(square), more)
        return Rooted(self.problem, here.support, here.a, here.b, square, None, rows, modulus, push or None)

    def at_zero(self, here: Piece) -> Rooted:
        """Return the minimiser with t = 0, on the last piece."""
        kept = [(j, v) for j, v in zip(here.support, here.a, strict=True) if v]
        support, a = tuple(j for j, _ in kept), tuple(v for _, v in kept)
        rows, modulus, push = self.single(support, here.ties(ZERO), [])
        dual = _fractions(here.along, here.over)
        dual = self.turned(dual, push) if push else dual
        return Rooted(self.problem, support, a, (ZERO,) * len(a), ZERO, dual, rows, modulus)

    def single(
        self, support: tuple[int, ...], ties: dict[int, int], more: list[tuple[int, ...]]
    ) -> tuple[tuple[int, ...], int, Vector]:
        """Return rows, a modulus and, if it is needed, a push that show that a minimiser is the only one."""
        columns = self.problem.columns
        table = [columns[j].values for j in ties] + more
        if found := independent_rows(table):
            return *found, ()
        sides = [0 if j in support else side for j, side in ties.items()] + [0] * len(more)
        matrix = tuple(tuple(map(Fraction, row)) for row in zip(*table, strict=True))
        ray, push = freedom(matrix, dict(enumerate(sides)))
        if ray:
            raise SeveralRooted(self.problem)
        found = independent_rows([c for c in table if not sum(v * w for v, w in zip(push, c, strict=True))])
        if not push or not found:
            raise NotShown("no minor of the columns that may move is found: it is open whether there is one minimiser")
        return *found, push

    def turned(self, dual: Vector, push: Vector) -> Vector:
        """Return a dual vector nearby that leaves the columns free that a push does not move, and no other."""
        one, factor = self.problem.at(ONE), ONE
        for column in one.columns:
            along, move = (sum((v * w for v, w in zip(u, column.fractions, strict=True)), ZERO) for u in (dual, push))
            if move:
                room = 1 - along if move > 0 else 1 + along
                factor = min(factor, (room or 2) / abs(move) / 2)
        while True:
            found = tuple(v + factor * w for v, w in zip(dual, push, strict=True))
            if self.problem.kind == "P1" or self.problem.lam**2 * sum(v * v for v in found) < 1:
                return found
            factor /= 2


def _between(low: Fraction, high: Fraction, wish: Fraction) -> Fraction:
    """Return a number of few bits near one between two others, and between them."""
    bits = BITS
    while True:
        scale = Fraction(2) ** (bits + wish.denominator.bit_length() - wish.numerator.bit_length())
        near = round(wish * scale) / scale
        if low < near < high:
            return near
        bits *= 2


def _root(square: Fraction) -> Fraction:
    """Return a root from below, to within BITS bits."""
    bits = (square.denominator.bit_length() - square.numerator.bit_length()) // 2
    return sqrt_enclosure(square, max(0, BITS + bits))[0]


def _squared(values: Iterable[int], over: int) -> Fraction:
    return Fraction(sum(v * v for v in values), over**2)


def _fractions(values: Iterable[int], over: int) -> Vector:
    return tuple(Fraction(v, over) for v in values)


def root_certificate(found: Rooted | Apart, *, provenance: dict[str, str] | None = None) -> dict[str, Any]:
    """Return the certificate that a problem has one minimiser, with its support, or that P1 has none (T0).

    Raises `BarriersError` for numbers that are too long.

    >>> root_certificate(rooted(RootProblem.of("P1", [[1, 0], [0, 1]], [2, 0], eta="1/2")))["claim"]["support"]
    [0]
    """
    problem, data = found.problem, found.problem.data_json()
    claim = {
        "problem": problem.kind, "data_sha256": sha256(data), "rows": problem.rows, "columns": problem.size,
        "lambda": write_rational(problem.lam), "eta": write_rational(problem.eta), "outcome": "infeasible",
        "support": None,
    }  # fmt: skip
    witness: dict[str, Any] = {"data": data, "rows": [], "modulus": 2, "square": "0"}
    vectors: dict[str, Vector | None] = dict.fromkeys(("x", "root", "u", "push"))
    if isinstance(found, Apart):
        vectors["u"] = found.u
    else:
        claim |= {"outcome": "one", "support": list(found.support)}
        witness |= {"rows": list(found.rows), "modulus": found.modulus, "square": long_text(found.square)}
        root = found.b if found.square else None
        vectors |= {"x": found.a, "root": root, "u": found.dual, "push": found.pushed}
    witness |= {key: None if v is None else Block.of(v).as_json() for key, v in vectors.items()}
    return envelope("solution", "T0", claim, witness, provenance)
