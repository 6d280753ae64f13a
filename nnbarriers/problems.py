"""Problems of one's own: `fork`, `jump` and `weak_fork`, from evaluations and solution sets (J, K, W).

A family is made of inputs that depend on one small number s: evaluations(s), with the limit at s = 0 and the members at
s = 4^-n (`right`) and, for forks, at s = -4^-n (`left`).  What the propositions conclude is conditional on it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from itertools import product
from typing import Any

from nnbarriers.arguments import entries, rational_argument
from theory.exact import BarriersError, brief, shown
from theory.families import FORK, JUMP, WEAK_FORK, Family
from theory.problems import POWERS, Distance, Input, Problem, distance_between, distance_to

__all__ = ["fork", "jump", "weak_fork"]

Vector = tuple[Fraction, ...]
ZERO = Fraction(0)
MOST_EVALUATIONS, MOST_SOLUTIONS, MOST_WORDS = 10_000, 1000, 500


def fork(
    name: str, evaluations: Callable[[Fraction], Iterable[Any]], *, left: Any, right: Any, limit: Any = None,
    kappa: Any = None, norm: Any = "inf", asks: str = "",
) -> Family:  # fmt: skip
    """Return the fork of inputs evaluations(s): answers are `left` for s < 0 and `right` for s > 0 (K).

    Parameters: `name` of the problem; `evaluations`, a function of the rational s that returns a list of rationals,
    none of which moves faster than s; `left`, `right`, `limit` (s = 0), the solution sets: lists of solutions, each a
    rational or a list of them, the same for all s of that sign, or functions of s that return such lists. `limit` may
    be None: then success on the limit is left open. `norm` 1, 2 or "inf" measures accuracy. `kappa`, the distance of
    `left` from `right`, is computed for lists; for functions of s it must be declared. `asks` tells algorithms in words
    what they owe. Returns a `Family` for `defeat`;
    what follows there is conditional on the solution sets given here. Raises `BarriersError` naming what does not fit.

    See also: `jump`, `weak_fork`, `defeat`.

    >>> import nnbarriers as nb
    >>> from fractions import Fraction
    >>> rounding = nb.fork("rounding", lambda s: [Fraction(1, 2) + s], left=[0], right=[1], limit=[0, 1])
    >>> nearest = lambda problem, oracle, tape: [round(oracle.read(0, 50))]
    >>> nb.defeat(nearest, rounding, accuracy="1/10")
    <Game: defeated on rounding at 1/10, success ≤ 0, limit 1/2, if the family is as declared>
    """
    return _family(FORK, name, evaluations, {-1: left, 1: right, 0: limit}, kappa, norm, asks)


def jump(
    name: str, evaluations: Callable[[Fraction], Iterable[Any]], *, limit: Any, right: Any, kappa: Any = None,
    norm: Any = "inf", asks: str = "",
) -> Family:  # fmt: skip
    """Return the jump of inputs evaluations(s): answers are `limit` for s = 0 and `right` for s = 4^-n (J).

    Parameters, returns and raises are those of `fork`; `kappa` is the distance of `limit` from `right`.

    See also: `fork`, `defeat`.

    >>> import nnbarriers as nb
    >>> rank = nb.jump("rank of a 2 x 2 matrix", lambda s: [1, 0, 0, s], limit=[1], right=[2])
    >>> nb.defeat(lambda problem, oracle, tape: [1 + tape.bit()], rank, accuracy="1/10")
    <Game: defeated on rank of a 2 x 2 matrix at 1/10, success ≤ 1/2, limit 1/2, if the family is as declared>
    """
    return _family(JUMP, name, evaluations, {1: right, 0: limit}, kappa, norm, asks)


def weak_fork(
    name: str, evaluations: Callable[[Fraction], Iterable[Any]], *, left: Any, right: Any, kappa: Any = None,
    norm: Any = "inf", asks: str = "",
) -> Family:  # fmt: skip
    """Return the weak fork of inputs evaluations(s), whose limit s = 0 is no input of the problem (W).

    Parameters, returns and raises are those of `fork`. `defeat` then needs `max_level`: the claim is about algorithms
    that read at most this level.

    See also: `fork`, `defeat`.

    >>> import nnbarriers as nb
    >>> sign = nb.weak_fork("sign of x != 0", lambda s: [s], left=[-1], right=[1])
    >>> nb.defeat(lambda problem, oracle, tape: [2 * tape.bit() - 1], sign, accuracy="1/2", max_level=20)
    <Game: defeated on sign of x != 0 at 1/2, success ≤ 1/2, limit 1/2, if the family is as declared>
    """
    return _family(WEAK_FORK, name, evaluations, {-1: left, 1: right, 0: None}, kappa, norm, asks)


@dataclass(frozen=True)
class _Solutions:
    """A solution set: a list for all s of one sign, a function of s, or None where it is not known."""

    given: tuple[Vector, ...] | Callable[[Fraction], Any] | None
    where: str

    @classmethod
    def of(cls, given: Any, where: str) -> _Solutions:
        """Return a solution set as somebody gave it."""
        return cls(given if given is None or callable(given) else _solutions(given, where), where)

    @property
    def listed(self) -> bool:
        """Whether it is the same list for all s."""
        return isinstance(self.given, tuple)

    def __call__(self, s: Fraction) -> tuple[Vector, ...] | None:
        """Return the solutions at s; None if they are not known."""
        if self.given is None or isinstance(self.given, tuple):
            return self.given
        return _solutions(_called(self.given, s, self.where), self.where)


def _solutions(given: Any, where: str) -> tuple[Vector, ...]:
    what = f"{where} takes a list of solutions, for instance [0, 1] or [(1, 0), (-1, 0)]"
    solutions = tuple(_vector(v, where) for v in entries(given, what, MOST_SOLUTIONS))
    if not solutions:
        raise BarriersError(f"{what}, got none; None stands for a set that is not known")
    if len({len(v) for v in solutions}) > 1 or not solutions[0]:
        raise BarriersError(f"{where} has solutions of lengths {sorted({len(v) for v in solutions})}")
    return solutions


def _called(function: Callable[[Fraction], Any], s: Fraction, where: str) -> Any:
    try:
        return function(s)
    except (Exception, SystemExit) as error:
        raise BarriersError(f"{where} raised {type(error).__name__} at s = {brief(s)}: {error!s:.200}") from error


def _vector(value: Any, where: str) -> Vector:
    if isinstance(value, str) or not isinstance(value, Iterable):
        return (rational_argument(value, where),)
    given = entries(value, f"a solution of {where} is a rational or a list of them", MOST_EVALUATIONS)
    return tuple(rational_argument(v, where) for v in given)


def _values(evaluations: Callable[[Fraction], Any], s: Fraction) -> Vector:
    """Return the evaluations at s."""
    what = "evaluations takes a function of s that returns a list of rationals, for instance lambda s: [1, s]"
    given = entries(_called(evaluations, s, "evaluations"), f"{what}; at s = {brief(s)}", MOST_EVALUATIONS)
    if not given:
        raise BarriersError(f"{what}; at s = {brief(s)} it returned none")
    return tuple(rational_argument(v, "evaluations") for v in given)


@dataclass(frozen=True)
class _Posed:
    """A problem as somebody posed it: evaluations, solution sets by the sign of s, norm; `kappa` is kappa**power."""

    kind: str
    evaluations: Callable[[Fraction], Vector]
    solutions: dict[int, _Solutions]
    norm: str

    @property
    def apart(self) -> tuple[int, int]:
        """The signs of the two sets that the proposition wants apart."""
        return (0, 1) if self.kind == JUMP else (-1, 1)

    def check(self, n: int, kappa: Fraction | None) -> Fraction | None:
        """Check the members n, as far as they are known, and return the distance of the two sets, to the power."""
        limit = self.evaluations(Fraction(0))
        small = {sign: sign * Fraction(1, 4**n) for sign in self.solutions}
        for sign in filter(None, self.solutions):
            _moves(limit, self.evaluations(small[sign]), small[sign])
        one, other = (small[sign] for sign in self.apart)
        if self.evaluations(one) == self.evaluations(other):
            raise BarriersError(
                f"at s = {brief(one)} and s = {brief(other)} all evaluations are the same, so one input would have two"
                " answers; if they are floats, s is rounded away: keep to Fractions"
            )
        first, second = (self.solutions[sign](small[sign]) for sign in self.apart)
        if first is None or second is None:
            return None
        if len(first[0]) != len(second[0]):
            raise BarriersError(f"all solutions must have one length, got {len(first[0])} and {len(second[0])}")
        least = min(distance_between(v, w, self.norm) for v, w in product(first, second))
        names = " and ".join(self.solutions[sign].where for sign in self.apart)
        if not least:
            raise BarriersError(f"{names} have a solution in common: it is right for both, so nothing follows")
        if kappa is not None and least < kappa:
            power = "" if POWERS[self.norm] == 1 else "^2"
            raise BarriersError(
                f"kappa{power} = {brief(kappa)} is too large: at s = ±{brief(small[1])} {names} are at the"
                f" distance{power} {brief(least)}"
            )
        return least

    def kappa(self, declared: Any) -> Fraction:
        """Return kappa**power: computed for lists, declared for functions of s, and then compared with some of them."""
        one, other = (self.solutions[sign] for sign in self.apart)
        if one.listed and other.listed:
            if declared is not None:
                raise BarriersError("kappa is computed where the solution sets are lists: leave it out")
            found = self.check(1, None)
            assert found is not None
        elif declared is None:
            raise BarriersError(
                f"kappa, the distance of {one.where} from {other.where}, must be declared where these are functions"
                " of s or not known: kappa=..."
            )
        else:
            given = rational_argument(declared, "kappa")
            if given <= 0:
                raise BarriersError(f"kappa must be positive, got {brief(given)}")
            found = given ** POWERS[self.norm]
        for n in (1, 2, 8, 30):
            self.check(n, found)
        return found


def _family(
    kind: str, name: Any, evaluations: Any, sets: dict[int, Any], kappa: Any, norm: Any, asks: Any
) -> Family:  # fmt: skip
    if not isinstance(name, str) or not name or not name.isprintable() or len(name) > 200:
        raise BarriersError(f"name takes what the problem is called, on one line, got {shown(name)}")
    if not isinstance(asks, str) or not asks.isprintable() or len(asks) > MOST_WORDS:
        raise BarriersError(f"asks takes what is asked, in words on one line, got {shown(asks)}")
    if not callable(evaluations):
        raise BarriersError(
            f"evaluations takes a function of s, for instance lambda s: [1, s], got {type(evaluations).__name__}"
        )
    measured = norm if isinstance(norm, str) else {1: "1", 2: "2"}.get(norm, "") if isinstance(norm, int) else ""
    if measured not in POWERS:
        raise BarriersError(f'norm takes 1, 2 or "inf", got {shown(norm)}')
    words = {-1: "left", 1: "right", 0: "limit"}
    solutions = {sign: _Solutions.of(given, words[sign]) for sign, given in sets.items()}
    posed = _Posed(kind, cache(lambda s: _values(evaluations, s)), solutions, measured)
    apart = posed.kappa(kappa)
    checked, names = (
        cache(lambda n: posed.check(n, apart)),
        tuple(map("x_{}".format, range(len(posed.evaluations(ZERO))))),
    )
    lengths = {len(found[0]) for sign, of in solutions.items() if (found := of(sign * Fraction(1, 4)))}
    if len(lengths) != 1:
        raise BarriersError(f"all solutions must have one length, got {sorted(lengths)}")
    length = lengths.pop()

    def input_at(branch: int, n: int) -> Input:
        sign = 0 if not branch else 1 if kind == JUMP or branch == 2 else -1
        s = sign * Fraction(1, 4**n)
        if sign:
            checked(n)
        here = cache(lambda: solutions[sign](s))
        values = posed.evaluations(s)
        return Input(
            f"{words[sign]}_{n}" if sign else "limit", values.__getitem__,
            lambda output: _distance(output, here(), measured),
        )  # fmt: skip

    def problem(accuracy: Fraction) -> Problem:
        return Problem(name, names, length, accuracy, asks=asks)

    return Family(kind, problem, input_at(0, 0), input_at, apart, power=POWERS[measured], name=name)


def _moves(limit: Vector, values: Vector, s: Fraction) -> None:
    """Refuse evaluations of changing number, and those that move faster than s."""
    if len(values) != len(limit):
        raise BarriersError(
            f"evaluations(s) must always have one length, got {len(limit)} at s = 0 and {len(values)} at s = {brief(s)}"
        )
    for k, (value, near) in enumerate(zip(values, limit, strict=True)):
        if abs(value - near) > abs(s):
            raise BarriersError(
                f"evaluation {k} moves by {brief(abs(value - near))} when s moves by {brief(s)}: no evaluation may move"
                f" faster than s; take s/{-(-abs(value - near) // abs(s))!s:.20} in place of s"
            )


def _distance(output: Sequence[Fraction], solutions: tuple[Vector, ...] | None, norm: str) -> Distance:
    if solutions is None:
        return Distance(Fraction(0), None, POWERS[norm])
    return distance_to(solutions, output, norm)
