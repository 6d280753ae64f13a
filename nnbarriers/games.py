"""`defeat`: a training algorithm against an adversary, which commits to an input when the algorithm has halted."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import nullcontext
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from constructions.adversary import defeat as play
from constructions.adversary import survey
from constructions.catalogue import NAMES, named_family
from constructions.certificates import defeat_certificate, flag_certificate
from constructions.flags import FlagFamily, flag_family
from constructions.isolation import Isolated
from constructions.plays import OPEN, Defeat, Enclosure, Play
from constructions.programs import Program
from nnbarriers.arguments import family_parameters, optional, rational_argument, whole
from nnbarriers.certificates import MayBeCertified
from nnbarriers.showing import fitted, one_line, table
from nnbarriers.wording import short
from theory.algorithms import Algorithm, Budget
from theory.exact import BarriersError
from theory.families import WEAK_FORK, Family
from theory.runs import BUDGETS

if TYPE_CHECKING:
    from nnbarriers.drawing.svg import Picture

__all__ = [
    "FLAGS",
    "MOST_BITS",
    "MOST_LEVEL",
    "MOST_TAPES",
    "Game",
    "budget",
    "defeat",
    "known_family",
    "played",
    "solver_budget",
]

MOST_LEVEL, MOST_BITS, MOST_TAPES = 9_999, 24, 100_000
"""The largest level that certificates know, less one; the most coins that are enumerated; the most sampled tapes."""
LEVEL, COINS = 4000, 12
FLAGS = "X:"
"""What the name of a family of flags begins with."""
ARGUMENTS = dict(zip(BUDGETS, ("reads=", "level=", "max_bits=", "seconds=", "megabytes="), strict=True))
"""The arguments that allow more of a budget."""


@dataclass(frozen=True, repr=False)
class Game(MayBeCertified):
    """What came of an algorithm against a family; `found` holds every run.

    `verdict`: "defeated" (on one of the `inputs` it succeeds with probability at most `bound`, which is at most the
    `limit` of the proposition), "open" (budgets or the number of tapes leave it so), or "surveyed" (no proposition
    denies this accuracy: there is no limit).
    """

    found: Defeat

    def __repr__(self) -> str:
        limit = "" if self.limit is None else f", limit {self.limit}"
        limit += "" if self.found.family.proof or self.limit is None else ", if the family is as declared"
        limit += "" if self.found.exact else f", except with probability {self.found.error}"
        told = f"{self.verdict} on {self.family:.40} at {short(self.accuracy)}, success ≤ {short(self.bound)}{limit}"
        return one_line(f"<Game: {told}>")

    def _repr_html_(self) -> str:
        rows = [
            (p.input.name, f"success {self._told(p.success)}; {self._ends(p)}; largest level read {p.level}")
            for p in self.inputs
        ]
        rows += [("note", note) for note in notes(self.found, ARGUMENTS, "tapes=")]
        rows += [("it follows", self.conclusion), ("proposition", self.proposition or "—")]
        certificate = self.certificate
        rows.append(("certificate", certificate.sha256 if certificate else f"none: {self.uncertified}"))
        return table(f"{self.verdict}: {self.family}, accuracy {short(self.accuracy)}", rows) + fitted(self.plot())

    def _told(self, success: Enclosure) -> str:
        return str(success) if self.found.exact else decimals(success)

    def _ends(self, of: Play) -> str:
        return ", ".join(f"{outcome} {short(share)}" for outcome, share in of.shares.items())

    @property
    def family(self) -> str:
        """What the family is called."""
        return self.found.name

    @property
    def accuracy(self) -> Fraction:
        """The accuracy alpha."""
        return self.found.accuracy

    @property
    def bound(self) -> Fraction:
        """On one of the inputs the algorithm succeeds with at most this probability; `conclusion` has the provisos."""
        return self.found.bound

    @property
    def limit(self) -> Fraction | None:
        """What the proposition allows to every algorithm; None where there is no proposition."""
        return self.found.limit

    @property
    def verdict(self) -> str:
        """In one word: "defeated", "open" or "surveyed"."""
        return self.found.verdict

    @property
    def inputs(self) -> tuple[Play, ...]:
        """What happened on each input that was played: `success`, `halting`, `shares`, `level`, all `runs`."""
        return self.found.plays

    @property
    def conclusion(self) -> str:
        """What follows, in one sentence, with its provisos."""
        return self.found.conclusion

    @property
    def proposition(self) -> str:
        """What the proposition says of all algorithms; empty where there is none."""
        return self.found.proposition

    def written(self) -> dict[str, Any]:
        """Return the certificate as it is written; raises `BarriersError` with the reason if there is none."""
        flags = isinstance(self.found.family, FlagFamily)
        return flag_certificate(self.found) if flags else defeat_certificate(self.found)

    def plot(self) -> Picture:
        """Return the picture: the probability of success on every input, and the limit."""
        from nnbarriers.drawing.figures import successes

        rows = [(p.input.name, p.success.low, p.success.high) for p in self.inputs]
        return successes(self.conclusion, rows, self.limit, title=f"{self.family}, accuracy {short(self.accuracy)}")


def defeat(
    algorithm: Any, family: Any, *, accuracy: Any = None, digits: int | None = None, norm: Any = None,
    max_level: int | None = None, max_bits: int | None = None, tapes: int | None = None, seed: int = 0,
    reads: int = 2000, level: int | None = None, seconds: int | None = None, megabytes: int | None = None,
    of: Any = None, parameters: Any = None,
) -> Game:  # fmt: skip
    """Play an algorithm against an adversary, and get inputs on which it fails (B2, B5, C1, D, J, K, T4, T5, W, X1).

    Parameters: `algorithm`, a callable (problem, oracle, tape) -> output, or a `Program`; `family`, a name ("B",
    "B:networks", "C:P1", "C:P2", "C:P3", "D", "W:P1", "W:P2", "W:P3", "T4:C:P2", "T4:D" (supports), "T5:P2", "T5:LP"
    (trust); "gallery:rank" and others of docs/gallery.md) or one of your own, from `fork`, `jump` or `weak_fork`;
    `accuracy`, a rational (by default one at which a bound holds); `digits` K of C and W; `norm` 1, 2 or "inf" of D;
    `parameters` by name, of D "alpha", "y1", "m", "columns", of C and W "lambda" (P2, P3), "eta" (P1), "m", "columns",
    an orthogonal matrix "q", of T5 "radius"; `max_level` of W, part of its claim. All coins up to `max_bits` (12) are
    enumerated, or so many `tapes` are sampled with a `seed`. `reads`, `level` (4000), `seconds` and `megabytes` bound a
    run; one beyond is left open. With seconds or megabytes the algorithm runs in a process of its own. `of`, a
    deterministic algorithm, with the family "X:D" and so on, or one of your own: then a checker is played, which
    answers [1] where `of` is within the accuracy, [0] where it is not. Returns a `Game`. At an accuracy that no
    proposition denies the algorithm is surveyed. Raises `BarriersError` for what breaks the rules of the game,
    `HiddenState` if the algorithm keeps something from run to run.

    See also: `fork`, `nnbarriers.testing.assert_defeated`; `barriers defeat`; docs/algorithms.md.

    >>> import nnbarriers as nb
    >>> from constructions.trainers.simple import coin
    >>> nb.defeat(coin, "C:P3", digits=3)
    <Game: defeated on C:P3 at 1/1000, success ≤ 1/2, limit 1/2>
    """
    deepest = optional(max_level, lambda most: whole(most, "max_level", 0, MOST_LEVEL))
    sampled = optional(tapes, lambda count: whole(count, "tapes", 1, MOST_TAPES))
    chosen = whole(seed, "seed", 0)
    if sampled is None and chosen:
        raise BarriersError(f"the seed {chosen} is for sampled tapes: say how many tapes, or leave it out")
    time = optional(seconds, lambda most: whole(most, "seconds", 1, 3600))
    memory = optional(megabytes, lambda most: whole(most, "megabytes", 1, 2**20))
    named = (accuracy, digits, norm, parameters)
    game, alpha = known_family(family, *named, of=_apart(of, time, memory), limits=solver_budget(reads, level))
    limits = budget(game, alpha, reads=reads, level=level, max_bits=max_bits, max_level=deepest, tapes=sampled)
    weak = weak_part(family, digits, parameters) if isinstance(family, str) and of is None else []
    if not callable(algorithm):
        raise BarriersError(
            f"the algorithm must be a callable (problem, oracle, tape) -> output, got {type(algorithm).__name__}"
        )
    player = _apart(algorithm, time, memory)
    with player if isinstance(player, Isolated) else nullcontext():
        return Game(played(player, game, alpha, weak, deepest, sampled, chosen, limits))


def solver_budget(reads: int, level: int | None) -> Budget:
    """Return the budgets of a run of the algorithm whose flag is in question."""
    deepest = LEVEL if level is None else whole(level, "level", 0, MOST_LEVEL)
    return Budget(reads=whole(reads, "reads", 1), level=deepest)


def _apart(algorithm: Any, seconds: int | None, megabytes: int | None) -> Any:
    """Return an algorithm under the limits of a machine, if there are any; an algorithm of Python in a process."""
    if (seconds is None and megabytes is None) or not callable(algorithm):
        return algorithm
    limits: dict[str, Any] = {
        "seconds": 10 if seconds is None else seconds,
        "megabytes": 1024 if megabytes is None else megabytes,
    }
    return replace(algorithm, **limits) if isinstance(algorithm, Program) else Isolated(algorithm, **limits)


def known_family(
    family: Any, accuracy: Any, digits: Any, norm: Any, parameters: Any = None, *, of: Any = None,
    limits: Budget | None = None,
) -> tuple[Family, Fraction]:  # fmt: skip
    """Return the family and the accuracy that somebody means; raises `BarriersError` for what does not fit.

    With `of`, run within the limits, it is the family of that algorithm's flag, at accuracy 0 (X1).
    """
    flags = isinstance(family, str) and family.startswith(FLAGS)
    if flags and of is None:
        raise BarriersError(f"the family {family:.40} is about the flag of an algorithm: name that one with of= (--of)")
    if of is not None and isinstance(family, str) and not flags:
        raise BarriersError(f"of= (--of) is for flags: the flag of an algorithm on {family:.40} is {FLAGS}{family:.40}")
    base, alpha = _unflagged(family[len(FLAGS) :] if flags else family, accuracy, digits, norm, parameters)
    if of is None:
        return base, alpha
    if not callable(of):
        raise BarriersError(f"of takes a callable (problem, oracle, tape) -> output, got {type(of).__name__}")
    with of if isinstance(of, Isolated) else nullcontext():
        return flag_family(base, of, alpha, budget=limits), Fraction(0)


def _unflagged(family: Any, accuracy: Any, digits: Any, norm: Any, parameters: Any) -> tuple[Family, Fraction]:
    """Return the family and the accuracy of the problem itself."""
    alpha = None if accuracy is None else rational_argument(accuracy, "accuracy")
    if isinstance(family, str):
        count = optional(digits, lambda k: whole(k, "digits", 1, 1000))
        given = optional(parameters, family_parameters)
        found, usual = named_family(family, digits=count, norm=None if norm is None else str(norm), parameters=given)
        return found, usual if alpha is None else alpha
    if not isinstance(family, Family):
        raise BarriersError(
            f"the family is one of {', '.join(NAMES)}, or one of your own from nnbarriers.fork, jump or weak_fork;"
            f" got {type(family).__name__}"
        )
    if digits is not None or norm is not None or parameters is not None:
        raise BarriersError("a family of your own has no digits, no norm and no parameters: leave them out")
    if alpha is None:
        raise BarriersError("a family of your own needs an accuracy")
    return family, alpha


def budget(
    family: Family, alpha: Fraction, *, reads: int, level: int | None, max_bits: int | None, max_level: int | None,
    tapes: int | None,
) -> Budget:  # fmt: skip
    """Return the budgets of a run; the level that a claim about W bounds is no budget."""
    claimed = family.kind == WEAK_FORK and family.admits(alpha)
    bits = optional(max_bits, lambda most: whole(most, "max_bits", 0, 10_000))
    if tapes is None and bits is not None and bits > MOST_BITS:
        raise BarriersError(
            f"the number of coins of a run is at most {MOST_BITS} where all coins are enumerated, got {bits};"
            " or sample tapes"
        )
    if max_level is not None and not claimed:
        raise BarriersError(
            "a level that bounds the claim, max-level, is for the weak forks W at accuracies that W denies; elsewhere a"
            " level is a budget"
        )
    if level is not None and claimed:
        raise BarriersError("the level of a weak fork W is bounded by max-level, as part of the claim")
    deepest = LEVEL if level is None else whole(level, "level", 0, MOST_LEVEL)
    coins = bits if bits is not None else COINS if tapes is None else 10_000
    return Budget(reads=whole(reads, "reads", 1), level=deepest, bits=coins)


def weak_part(name: str, digits: int | None, parameters: Any) -> list[Family]:
    """Return the weak family that belongs to a named family C, for surveys at K - 1 digits."""
    given = optional(parameters, family_parameters)
    return [named_family(f"W{name[1:]}", digits=digits, parameters=given)[0]] if name[0] == "C" else []


def played(
    algorithm: Algorithm, family: Family, alpha: Fraction, others: list[Family], max_level: int | None,
    tapes: int | None, seed: int, limits: Budget,
) -> Defeat:  # fmt: skip
    """Play against the proposition, or survey where there is none, with what else belongs to the problem."""
    options: dict[str, Any] = {"max_bits": limits.bits, "tapes": tapes, "seed": seed, "budget": limits}
    if family.admits(alpha) or alpha < 0:
        return play(algorithm, family, alpha, max_level=max_level, **options)
    return survey(algorithm, [family, *others], alpha, **options)


def decimals(value: Enclosure) -> str:
    """Return an enclosure in decimals, rounded outwards.

    >>> decimals(Enclosure(Fraction(1, 3), Fraction(2, 3)))
    '[0.333, 0.667]'
    """
    low, high = value.low * 1000 // 1, -(-value.high * 1000 // 1)
    return f"[{low // 1000}.{low % 1000:03d}, {high // 1000}.{high % 1000:03d}]"


def notes(found: Defeat, options: Mapping[str, str], tapes: str) -> list[str]:
    """Say what an interval means, and which of the named options allows more of what cut runs."""
    lines = []
    if any(play.success.low != play.success.high for play in found.plays):
        what = "runs that were cut, or whose distance is not known, count for both ends" if found.exact else ""
        what = what or f"Clopper-Pearson, all of them right with probability 1 - {found.error}"
        lines.append(f"[low, high] encloses a probability: {what}")
    if cut := [budget for budget in BUDGETS if any(budget in play.cut for play in found.plays)]:
        more = ", ".join(options[budget] for budget in cut)
        more += f", or sample with {tapes}" if "bits" in cut and found.exact else ""
        lines.append(f"runs that were cut are left open; allow more with {more} (one that never ends stays open)")
    if found.quoted:
        lines.append(found.quoted)
    if found.verdict == OPEN and not found.exact:
        lines.append(f"samples do not decide about a bound that is attained; without {tapes} all coins are enumerated")
    return lines
