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

from nnbarriers.arguments import listed, rational_argument
from theory.exact import BarriersError, brief, shown
from theory.families import FORK, JUMP, WEAK_FORK, Family
from theory.problems import Distance, Input, Problem

__all__ = ["fork", "jump", "weak_fork"]

Vector = tuple[Fraction, ...]
POWERS = {"1": 1, "2": 2, "inf": 1}
MOST_EVALUATIONS, MOST_SOLUTIONS = 10_000, 1000


def fork(
    name: str, evaluations: Callable[[Fraction], Iterable[Any]], *, left: Any, right: Any, limit: Any = None,
    kappa: Any = None, norm: Any = "inf",
) -> Family:  # fmt: skip
    """Return the fork of inputs evaluations(s): answers are `left` for s < 0 and `right` for s > 0 (K).

    Parameters: `name` of the problem; `evaluations`, a function of the rational s that returns a list of rationals,
    none of which moves faster than s; `left`, `right`, `limit` (s = 0), the solution sets: lists of solutions, each a
    rational or a list of them, the same for all s of that sign, or functions of s that return such lists. `limit` may
    be None: then success on the limit is left open. `norm` 1, 2 or "inf" measures accuracy. `kappa`, the distance of
    `left` from `right`, is computed for lists; for functions of s it must be declared. Returns a `Family` for `defeat`;
    what follows there is conditional on the solution sets given here. Raises `BarriersError` naming what does not fit.

    See also: `jump`, `weak_fork`, `defeat`.

    >>> import nnbarriers as nb
    >>> from fractions import Fraction
    >>> rounding = nb.fork("rounding", lambda s: [Fraction(1, 2) + s], left=[0], right=[1], limit=[0, 1])
    >>> nearest = lambda problem, oracle, tape: [round(oracle.read(0, 50))]
    >>> nb.defeat(nearest, rounding, accuracy="1/10")
    <Game: defeated on rounding at 1/10, success ≤ 0, limit 1/2>
    """
    return _family(FORK, name, evaluations, {-1: left, 1: right, 0: limit}, kappa, norm)


def jump(
    name: str, evaluations: Callable[[Fraction], Iterable[Any]], *, limit: Any, right: Any, kappa: Any = None,
    norm: Any = "inf",
) -> Family:  # fmt: skip
    """Return the jump of inputs evaluations(s): answers are `limit` for s = 0 and `right` for s = 4^-n (J).

    Parameters, returns and raises are those of `fork`; `kappa` is the distance of `limit` from `right`.

    See also: `fork`, `defeat`.

    >>> import nnbarriers as nb
    >>> rank = nb.jump("rank of a 2 x 2 matrix", lambda s: [1, 0, 0, s], limit=[1], right=[2])
    >>> nb.defeat(lambda problem, oracle, tape: [1 + tape.bit()], rank, accuracy="1/10")
    <Game: defeated on rank of a 2 x 2 matrix at 1/10, success ≤ 1/2, limit 1/2>
    """
    return _family(JUMP, name, evaluations, {1: right, 0: limit}, kappa, norm)


def weak_fork(
    name: str, evaluations: Callable[[Fraction], Iterable[Any]], *, left: Any, right: Any, kappa: Any = None,
    norm: Any = "inf",
) -> Family:  # fmt: skip
    """Return the weak fork of inputs evaluations(s), whose limit s = 0 is no input of the problem (W).

    Parameters, returns and raises are those of `fork`. `defeat` then needs `max_level`: the claim is about algorithms
    that read at most this level.

    See also: `fork`, `defeat`.

    >>> import nnbarriers as nb
    >>> sign = nb.weak_fork("sign of x != 0", lambda s: [s], left=[-1], right=[1])
    >>> nb.defeat(lambda problem, oracle, tape: [2 * tape.bit() - 1], sign, accuracy="1/2", max_level=20)
    <Game: defeated on sign of x != 0 at 1/2, success ≤ 1/2, limit 1/2>
    """
    return _family(WEAK_FORK, name, evaluations, {-1: left, 1: right, 0: None}, kappa, norm)


@dataclass(frozen=True)
class _Solutions:
    """A solution set as somebody gave it: a list for all s of one sign, a function of s, or None."""

    given: Any
    where: str

    def __call__(self, s: Fraction) -> tuple[Vector, ...] | None:
        """Return the solutions at s; None if they are not known."""
        if self.given is None:
            return None
        found = _called(self.given, s, self.where) if callable(self.given) else self.given
        what = f"{self.where} takes a list of solutions, for instance [0, 1] or [(1, 0), (-1, 0)]"
        solutions = tuple(_vector(v, self.where) for v in listed(found, what, MOST_SOLUTIONS))
        if not solutions:
            raise BarriersError(f"{what}, got none; None stands for a set that is not known")
        if len({len(v) for v in solutions}) > 1:
            raise BarriersError(f"{self.where} has solutions of lengths {sorted({len(v) for v in solutions})}")
        return solutions


def _called(function: Callable[[Fraction], Any], s: Fraction, where: str) -> Any:
    try:
        return function(s)
    except Exception as error:
        raise BarriersError(f"{where} raised {type(error).__name__} at s = {s}: {error}") from error


def _vector(value: Any, where: str) -> Vector:
    if isinstance(value, str) or not isinstance(value, Iterable):
        return (rational_argument(value, where),)
    entries = listed(value, f"a solution of {where} is a rational or a list of them", MOST_EVALUATIONS)
    return tuple(rational_argument(v, where) for v in entries)


def _values(evaluations: Callable[[Fraction], Any], s: Fraction) -> Vector:
    """Return the evaluations at s."""
    found = _called(evaluations, s, "evaluations")
    what = "evaluations takes a function of s that returns a list of rationals, for instance lambda s: [1, s]"
    entries = listed(found, f"{what}; at s = {s} it returned another thing", MOST_EVALUATIONS)
    values = tuple(rational_argument(v, f"evaluations({s})") for v in entries)
    if not values:
        raise BarriersError(f"{what}; at s = {s} it returned none")
    return values


def _family(kind: str, name: Any, evaluations: Any, sets: dict[int, Any], kappa: Any, norm: Any) -> Family:
    if not isinstance(name, str) or not name or not name.isprintable() or len(name) > 200:
        raise BarriersError(f"name takes what the problem is called, on one line, got {shown(name)}")
    if not callable(evaluations):
        raise BarriersError(
            f"evaluations takes a function of s, for instance lambda s: [1, s], got {type(evaluations).__name__}"
        )
    if str(norm) not in POWERS:
        raise BarriersError(f'norm takes 1, 2 or "inf", got {shown(norm)}')
    words = {-1: "left", 1: "right", 0: "limit"}
    solutions = {sign: _Solutions(given, words[sign]) for sign, given in sets.items()}
    at = cache(lambda s: _values(evaluations, s))
    _moves(at(Fraction(0)), {sign: at(sign * Fraction(1, 4)) for sign in sets if sign})
    known = {sign: of(sign * Fraction(1, 4)) for sign, of in solutions.items()}
    lengths = {len(found[0]) for found in known.values() if found}
    if len(lengths) != 1:
        raise BarriersError(f"all solutions must have one length, got {sorted(lengths) or 'none at all'}")
    apart = _kappa(kind, solutions, known, kappa, str(norm))
    names = tuple(f"x_{k}" for k in range(len(at(Fraction(0)))))

    def input_at(branch: int, n: int) -> Input:
        sign = 0 if not branch else 1 if kind == JUMP or branch == 2 else -1
        s = sign * Fraction(1, 4**n)
        here = f"{words[sign]}_{n}" if sign else "limit"
        set_here = cache(lambda: solutions[sign](s))
        return Input(here, lambda k: at(s)[k], lambda output: _distance(output, set_here(), str(norm)))

    def problem(accuracy: Fraction) -> Problem:
        return Problem(name, names, lengths.copy().pop(), accuracy)

    return Family(kind, problem, input_at(0, 0), input_at, apart, power=POWERS[str(norm)], name=name)


def _moves(limit: Vector, members: dict[int, Vector]) -> None:
    """Refuse evaluations of changing number, and those that move faster than s."""
    for sign, values in members.items():
        if len(values) != len(limit):
            raise BarriersError(f"evaluations(s) must always have one length, got {len(limit)} and {len(values)}")
        for k, (value, near) in enumerate(zip(values, limit, strict=True)):
            if abs(value - near) > Fraction(1, 4):
                raise BarriersError(
                    f"evaluation {k} moves by {brief(abs(value - near))} when s moves by {sign * Fraction(1, 4)}:"
                    f" no evaluation may move faster than s; take s/{-(-4 * abs(value - near) // 1)} in place of s"
                )


def _kappa(
    kind: str, solutions: dict[int, _Solutions], known: dict[int, tuple[Vector, ...] | None], kappa: Any, norm: str
) -> Fraction:
    """Return kappa**power: the distance of the two sets that the proposition wants apart."""
    one, other = (0, 1) if kind == JUMP else (-1, 1)
    listed = not any(callable(solutions[sign].given) or known[sign] is None for sign in (one, other))
    if not listed and kappa is None:
        raise BarriersError(
            f"kappa, the distance of {solutions[one].where} from {solutions[other].where}, must be declared where these"
            " are functions of s or not known: kappa=..."
        )
    if listed and kappa is not None:
        raise BarriersError("kappa is computed where the solution sets are lists: leave it out")
    if kappa is not None:
        declared = rational_argument(kappa, "kappa")
        if declared <= 0:
            raise BarriersError(f"kappa must be positive, got {brief(declared)}")
        return declared ** POWERS[norm]
    first, second = known[one] or (), known[other] or ()
    least = min(_apart(v, w, norm) for v, w in product(first, second))
    if not least:
        raise BarriersError(
            f"{solutions[one].where} and {solutions[other].where} have a solution in common: it is right for both, so"
            " nothing follows"
        )
    return least


def _apart(v: Sequence[Fraction], w: Sequence[Fraction], norm: str) -> Fraction:
    """Return the distance of two vectors, squared for the Euclidean norm."""
    off = [abs(a - b) for a, b in zip(v, w, strict=True)]
    if norm == "inf":
        return max(off)
    return sum((d * d for d in off) if norm == "2" else off, Fraction(0))


def _distance(output: Sequence[Fraction], solutions: tuple[Vector, ...] | None, norm: str) -> Distance:
    if solutions is None:
        return Distance(Fraction(0), None, POWERS[norm])
    least = min(_apart(output, v, norm) for v in solutions)
    return Distance(least, least, POWERS[norm])
