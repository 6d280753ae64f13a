"""The adversary: plays the oracle, and commits to an input only after the algorithm has halted.

While an algorithm runs at first the answers are about the limit of a family, admissible for infinitely many inputs at
once; none of these has been chosen, so looking finds nothing.  Then a member is chosen that the readings cannot tell
from the limit. The proofs of J, K, W and B5 say what follows; here it is played out, tape by tape, with exact
probabilities.  A defeat shows instances; that every algorithm is defeated rests on the proofs.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cache

from constructions.confidence import clopper_pearson
from constructions.plays import NOT_DEFEATED, Defeat, Enclosure, Play, shares_of
from theory.algorithms import Algorithm, Budget, enumerate_runs, execute, replay
from theory.exact import BarriersError, brief
from theory.families import JUMP, WEAK_FORK, Family
from theory.information import Answers, inadmissible
from theory.problems import Distance, Input, Output, Problem
from theory.runs import Run, check_one_tree

__all__ = ["Defeat", "Enclosure", "Play", "coupled_plays", "defeat", "survey"]

HALF = Fraction(1, 2)
REPLAYS = 8
"""So many runs at least are replayed on every input, each once at least, to detect hidden randomness."""


@dataclass(frozen=True)
class _Game:
    """One algorithm against one family, and how coins are treated; `seen` holds all runs, with where they were."""

    algorithm: Algorithm
    family: Family
    problem: Problem
    budget: Budget
    max_bits: int
    tapes: int | None
    seed: int
    error: Fraction
    seen: dict[Run, str] = field(default_factory=dict)
    found: dict[tuple[int, Output], Distance] = field(default_factory=dict)
    """Distances, each asked for once, by input and output."""

    def play(self, branch: int, n: int) -> Play:
        """Run the algorithm on all coins (or on the sampled tapes) and weigh its success on member n of a branch.

        Branch 0 is the limit.  What is checked before the runs is dropped: the member that judges them is made after
        them, and no other meanwhile, unless they read beyond level n.
        """
        self.family.values(self.family.input(branch, n), self.problem.accuracy)
        answers = cache(self.family.answers(branch, n))
        runs = tuple(self._runs(answers, branch))
        self._replay(runs, answers)
        of = self.family.input(branch, n)
        if wrong := inadmissible({reading for run in runs for reading in run.reads}, of):
            raise BarriersError(f"{of.name}: the information is inadmissible at {wrong[0][:2]}")
        for run in runs:
            self.seen.setdefault(run, of.name)
        check_one_tree(self.seen.items())
        success = self._enclose(runs, [self._success(run, of) for run in runs])
        halting = self._enclose(runs, [None if run.cut else run.halted for run in runs])
        level = max(run.level for run in runs)
        return Play(of, (branch, n), success, halting, shares_of(runs, exact=self.tapes is None), level, runs)

    def _replay(self, runs: Sequence[Run], answers: Answers) -> None:
        """Raise `HiddenState` unless runs recur on their coins; those that the machine ended are left out.

        They recur in another order every time, one of them once more, so that what counts its calls gets out of step.
        """
        whole = [run for run in runs if run.asked is not None or not run.cut][: self.tapes and REPLAYS]
        for turn in range(-(-REPLAYS // len(whole)) if whole else 0):
            order = random.Random(turn)  # noqa: S311 (any order will do)
            for run in [order.choice(whole), *order.sample(whole, len(whole))]:
                replay(self.algorithm, self.problem, answers, run, budget=self.budget)

    def _success(self, run: Run, of: Input) -> bool | None:
        """Decide success of a run on an input; None where the run or the distance leaves it open."""
        if run.output is None:
            return None if run.cut else False
        return self.distance(of, run.output).within(self.problem.accuracy)

    def distance(self, of: Input, output: Output) -> Distance:
        """Return the distance of an output to the solutions of an input, which judges and is checked as one."""
        key = id(of), output
        if key not in self.found:
            self.found[key] = self.family.distance(of, output)
        return self.found[key]

    def _runs(self, answers: Answers, branch: int) -> list[Run]:
        """Return the runs on all coins, or on sampled tapes, which are others for every branch.

        So a member that was chosen after the runs on the limit does not depend on its own tapes.
        """
        if self.tapes is None:
            return list(
                enumerate_runs(self.algorithm, self.problem, answers, max_bits=self.max_bits, budget=self.budget)
            )
        found = []
        for tape in range(self.tapes):
            bits = random.Random(f"{self.seed}/{branch}/{tape}")  # noqa: S311 (a simulation, not a secret)
            coins = lambda source=bits: source.getrandbits(1)  # noqa: E731
            found.append(execute(self.algorithm, self.problem, answers, coins=coins, budget=self.budget))
        return found

    def _enclose(self, runs: Sequence[Run], decided: Sequence[bool | None]) -> Enclosure:
        if self.tapes is None:
            yes = sum((run.weight for run, d in zip(runs, decided, strict=True) if d), Fraction(0))
            no = sum((run.weight for run, d in zip(runs, decided, strict=True) if d is False), Fraction(0))
            return Enclosure(yes, 1 - no)
        yes_count, open_count = sum(d is True for d in decided), sum(d is None for d in decided)
        low, _ = clopper_pearson(yes_count, self.tapes, self.error)
        _, high = clopper_pearson(yes_count + open_count, self.tapes, self.error)
        return Enclosure(low, high)


def defeat(
    algorithm: Algorithm, family: Family, accuracy: Fraction, *, max_bits: int = 12, tapes: int | None = None,
    seed: int = 0, max_level: int | None = None, budget: Budget | None = None, error: Fraction = Fraction(1, 1000),
) -> Defeat:  # fmt: skip
    """Play an algorithm against a family at an accuracy, and return what follows (B2, B5, C1, D, J, K, W).

    Exact over all coins up to `max_bits`, or with `tapes` seeded tapes.  What the budget cuts is left open; a weak fork
    needs `max_level`, beyond which reading is refused.  Raises `BarriersError` if the accuracy is not below kappa/2,
    the algorithm breaks the rules, or it is right more often than the proposition allows; `HiddenState` if its runs do
    not fit one decision tree.
    """
    problem = family.posed(accuracy)
    if accuracy < 0:
        raise BarriersError(f"the accuracy must be at least 0, got {accuracy}")
    if not family.admits(accuracy):
        part = "kappa" if family.settle else "kappa/2"
        raise BarriersError(
            f"the accuracy must be less than {part} (kappa{_power(family)} = {family.kappa}), got {accuracy};"
            f" {family.beyond}"
        )
    limits = _asked(budget, error)
    if max_level is not None and max_level < 0:
        raise BarriersError(f"max_level must be at least 0, got {max_level}")
    if (family.kind == WEAK_FORK) != (max_level is not None):
        raise BarriersError(
            "a weak fork needs a bound on the level of the readings (max_level, --max-level): iota_0 is no input"
            if max_level is None
            else "max_level is for weak forks: elsewhere a bound on the level is a budget, which leaves runs open"
        )
    if max_level is not None:
        limits = replace(limits, level=max(limits.level, max_level), max_level=max_level)
    plays = len(family.branches) + (family.kind != WEAK_FORK)
    game = _Game(algorithm, family, problem, limits, max_bits, tapes, seed, error / (2 * plays))
    found = {JUMP: _jump, WEAK_FORK: _weak}.get(family.kind, _fork)(game)
    if found.verdict == NOT_DEFEATED:
        chance = "" if found.exact else f", or this is chance (of probability at most {found.error})"
        raise BarriersError(
            f"all inputs played were answered well more often than is possible: the algorithm knows more than it read,"
            f" or the family is wrong{chance}"
        )
    return found


def _asked(budget: Budget | None, error: Fraction) -> Budget:
    """Check what is the same for `defeat` and `survey`."""
    if budget and budget.max_level is not None:
        raise BarriersError(
            "a bound on the level that belongs to a claim is an argument of defeat, max_level: no budget"
        )
    if not 0 < error < 1:
        raise BarriersError(f"the error of sampled tapes must be between 0 and 1, got {error!s:.40}")
    return budget or Budget()


def _root(value: Fraction, family: Family) -> str:
    return brief(value) if family.power == 1 else f"sqrt({brief(value)})"


def _power(family: Family) -> str:
    return "" if family.power == 1 else f"^{family.power}"


def _commit(game: _Game, first: Play) -> int:
    """Return the index of the members that the runs on the limit cannot tell from it."""
    n = max([game.family.first, *(run.level + 1 for run in first.runs if run.halted)])
    if game.family.settle:
        outputs = {run.output for run in first.runs if run.output is not None}
        settled = [game.family.settle(output, game.problem.accuracy) for output in outputs]
        if odd := [v for v in settled if not isinstance(v, int)]:
            raise BarriersError(f"the family's settle must return whole numbers, got {odd[0]!r:.60}")
        n = max([n, *settled])
    game.family.check(n, game.problem.accuracy)
    return n


def _coupled(game: _Game, first: Play, then: Play) -> None:
    """Check the coupling: what halts on the limit is the same, coin for coin, on the member.

    All runs fit one tree; so one that does not recur is one that the machine ended earlier on the member, and is open
    there. Of sampled tapes the member's are others: those of the limit are played again.
    """
    halted = {run for run in first.runs if run.halted}
    if game.tapes is not None:
        answers = game.family.answers(*then.place)
        for run in halted:
            replay(game.algorithm, game.problem, answers, run, budget=game.budget)
        return
    ended = any(run.cut and run.asked is None for run in then.runs)
    if not ended and not halted <= set(then.runs):
        raise BarriersError(f"the family is wrong: its answers about {then.input.name} are others than about the limit")


def _apart(game: _Game, one: Play, other: Play) -> None:
    """Check the separation by every output: its distances to both solution sets sum to at least kappa."""
    kappa = game.family.kappa
    for output in {run.output for play in (one, other) for run in play.runs if run.output is not None}:
        near, far = (game.distance(play.input, output).high for play in (one, other))
        if near is None or far is None:
            continue
        left = kappa - near - far  # power 2: sqrt(near) + sqrt(far) < sqrt(kappa)
        if left > 0 and (game.family.power == 1 or left**2 > 4 * near * far):
            raise BarriersError(
                f"the family's kappa{_power(game.family)} = {kappa} is too large: one output is at the distances"
                f" {_root(near, game.family)} and {_root(far, game.family)} of the solutions of {one.input.name:.60}"
                f" and of {other.input.name:.60}, so kappa is at most their sum"
            )


def _finish(game: _Game, plays: Sequence[Play], limit: Fraction | None, *also: Fraction) -> Defeat:
    """Return the defeat; `also` are further bounds on the least success that the coupling of all coins gives."""
    exact = game.tapes is None
    bound = min([play.success.high for play in plays] + ([*also] if exact else []))
    error = Fraction(0) if exact else game.error * 2 * len(plays)  # success and halting on every input
    return Defeat(
        game.family, game.problem.accuracy, tuple(plays), bound, limit, exact, error, game.budget.max_level
    )  # fmt: skip


def _jump(game: _Game) -> Defeat:
    """J, B2: min(success(iota_0), 1 - P(success on iota_0)); B5: min(success(T_0), 1 - P(halts on T_0))."""
    family = game.family
    start = game.play(0, 0)
    n = _commit(game, start)
    other = game.play(1, n)
    _coupled(game, start, other)
    if not family.settle:
        _apart(game, start, other)
    lost = start.halting.low if family.settle else start.success.low
    if game.tapes is None and other.success.low > 1 - lost:
        raise BarriersError(f"the family is wrong: {other.input.name} was answered well more often than is possible")
    return _finish(game, [start, other], HALF, 1 - lost)


def _fork(game: _Game) -> Defeat:
    """K: min(success(iota_0), 1 - P(halts on iota_0)/2)."""
    start = game.play(0, 0)
    n = _commit(game, start)
    both = [game.play(i, n) for i in (1, 2)]
    for play in both:
        _coupled(game, start, play)
    _apart(game, both[0], both[1])
    surely = start.halting.low == 1
    return _finish(game, [start, *both], HALF if surely else Fraction(2, 3), 1 - start.halting.low / 2)


def _weak(game: _Game) -> Defeat:
    """W: on the two members beyond the level bound all runs coincide, and at most one is right."""
    family, top = game.family, game.budget.max_level
    assert top is not None
    n = max(top + 1, family.first)
    family.check(n, game.problem.accuracy)
    both = [game.play(i, n) for i in (1, 2)]
    _coupled(game, *both)
    _coupled(game, both[1], both[0])
    _apart(game, both[0], both[1])
    return _finish(game, both, HALF, *(1 - play.success.low for play in both))


def coupled_plays(
    algorithm: Algorithm, family: Family, accuracy: Fraction, *, max_bits: int = 12, budget: Budget | None = None
) -> tuple[Play, ...]:
    """Play an algorithm on the limit and on the members that its halted runs cannot tell from it, over all coins (X2).

    Raises `BarriersError` if the algorithm breaks the rules or the family is wrong, `HiddenState` as `defeat` does.
    """
    limits = _asked(budget, Fraction(1, 2))
    game = _Game(algorithm, family, family.posed(accuracy), limits, max_bits, None, 0, Fraction(0))
    start = game.play(0, 0)
    n = _commit(game, start)
    plays = [game.play(i, n) for i in family.branches]
    for play in plays:
        _coupled(game, start, play)
    _apart(game, *(plays if len(plays) > 1 else [start, *plays]))
    return (start, *plays)


def survey(
    algorithm: Algorithm, families: Sequence[Family], accuracy: Fraction, *, max_bits: int = 12,
    tapes: int | None = None, seed: int = 0, budget: Budget | None = None, error: Fraction = Fraction(1, 1000),
) -> Defeat:  # fmt: skip
    """Play an algorithm at an accuracy that no proposition denies to all algorithms, and say how it fared (B4, C1 ii).

    Nothing follows for other inputs: there is no `limit`, and `bound`, at least the least success found, may be 1.
    Raises `BarriersError` if the first family's proposition does deny the accuracy.
    """
    problem, plays = families[0].posed(accuracy), []
    if accuracy < 0 or (families[0].kind != WEAK_FORK and families[0].admits(accuracy)):
        raise BarriersError(f"a survey is for accuracies of at least kappa/2, got {accuracy}: here `defeat` says more")
    limits, seen = _asked(budget, error), dict[Run, str]()
    number = sum((f.kind != WEAK_FORK) + 2 * len(f.branches) for f in families)
    for family in families:
        game = _Game(algorithm, family, problem, limits, max_bits, tapes, seed, error / (2 * number), seen)
        if family.kind != WEAK_FORK:
            plays.append(game.play(0, 0))
        for n in (family.first, family.first + 7):
            plays += [game.play(i, n) for i in family.branches]
    return _finish(replace(game, family=families[0]), plays, None)
