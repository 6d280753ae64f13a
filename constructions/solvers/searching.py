"""A search for a small problem on which a solver reports success far from the only minimiser; the problem made small.

Every problem is solved exactly and by the solver, in one process that stays alive; what is found is repeated in a new
one.  That nothing is found says nothing of other problems.  A miss within the tolerances that the solver documents is
no evidence of a bug.  Claims no result.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from fractions import Fraction

from constructions.exact_minimisers import Minimiser, NoSingleMinimiser, exact_minimiser
from constructions.solvers.comparing import SolverRow, judged
from constructions.solvers.drafts import Draft, draws, places, smaller
from constructions.solvers.inputs import SolverInput
from constructions.solvers.running import Running
from constructions.solvers.solver import Solver
from theory.exact import BarriersError

__all__ = ["Miss", "Search", "search"]

FAULTS = 3
"""A solver that gives nothing but faults on so many problems is told to its user."""


@dataclass(frozen=True)
class Miss:
    """A problem, its only minimiser, and what the solver said: `row`, whose verdict is far."""

    draft: Draft
    truth: Minimiser
    row: SolverRow


@dataclass(frozen=True)
class Search:
    """What a search found: `miss`, made small from `first`, or none among the problems that were asked.

    `verdicts` counts what the answers to the problems that were drawn were, `steps` the smaller problems that were
    tried.  `cut` names the budget that ended the search, or the making small, before its end; `unsteady` counts misses
    that a new process did not repeat.
    """

    solver: Solver
    kind: str
    seed: int
    distance: Fraction
    miss: Miss | None = None
    first: Miss | None = None
    verdicts: dict[str, int] = field(default_factory=dict)
    fault: str = ""
    unsteady: int = 0
    steps: int = 0
    cut: str = ""

    @property
    def asked(self) -> int:
        """How many problems were drawn, each with one minimiser, and asked."""
        return sum(self.verdicts.values())


class _Asked:
    """A solver that is asked, and the budgets."""

    def __init__(self, running: Running, solver: Solver, distance: Fraction, seconds: int) -> None:
        self.running, self.solver, self.far = running, solver, distance**2
        self.end = time.monotonic() + seconds

    @property
    def late(self) -> bool:
        """Whether the time is over."""
        return time.monotonic() > self.end

    def judge(self, draft: Draft, name: str) -> Miss | None:
        """Solve exactly and by the solver; None unless there is one minimiser."""
        problem = draft.problem()
        try:
            truth = exact_minimiser(problem)
        except NoSingleMinimiser:
            return None
        norm = sum((v * v for v in truth.x), Fraction(0))
        given = SolverInput(name, draft.about, problem, self.far * max(Fraction(1), norm))
        return Miss(draft, truth, judged(given, self.solver, self.running.run(0, problem), truth))

    def again(self, miss: Miss) -> Miss | None:
        """Repeat a miss in a new process; None if it is none there."""
        self.running.renew()
        found = self.judge(miss.draft, miss.row.input.name)
        return found if found and found.row.verdict == "far" else None


def search(
    running: Running, solver: Solver, kind: str, *, seed: int = 0, distance: Fraction = Fraction(1, 2),
    inputs: int = 1000, steps: int = 2000, seconds: int = 60, told: Callable[[str], object] = id,
) -> Search:  # fmt: skip
    """Search for a miss of a solver, the only one of `running`, by at least a distance in the Euclidean norm.

    The distance is meant relative to the norm of the minimiser where that is larger than 1.

    At most so many `inputs` are drawn and so many `steps` taken to make the first miss small, in so many `seconds`
    altogether.  `told` is called before every problem, with what is done in words.  Raises `BarriersError` for a solver
    that does not take the kind, and for one that gives nothing but faults.

    >>> from constructions.solvers.table import find_solver
    >>> scipy = find_solver("scipy")
    >>> with Running([scipy], []) as running:
    ...     found = search(running, scipy, "LP")
    >>> len(found.miss.truth.x) <= len(found.first.truth.x), found.miss.row.distance >= Fraction(1, 4)
    (True, True)
    """
    solver.require(kind)
    asked = _Asked(running, solver, distance, seconds)
    found, first = _first(asked, Search(solver, kind, seed, distance), inputs, told)
    if first is None:
        return found
    small = _Small(asked, first, steps, told)
    small.run()
    miss, unsteady = small.repeated()
    unsteady += found.unsteady
    return replace(found, miss=miss, first=first, unsteady=unsteady, steps=small.taken, cut=small.cut)


def _first(asked: _Asked, found: Search, inputs: int, told: Callable[[str], object]) -> tuple[Search, Miss | None]:
    """Draw problems until one is missed, in a new process, too."""
    verdicts: Counter[str] = Counter()
    fault, unsteady, cut = "", 0, "inputs"
    for number, miss in _asked_in_turn(asked, found):
        verdicts[miss.row.verdict] += 1
        told(f"problem {number}")
        fault = fault or miss.row.run.fault
        over = asked.late or number >= inputs
        if verdicts["fault"] == number and (number == FAULTS or over):
            raise BarriersError(f"{found.solver.name} answers none of the first {number} problems: {fault}")
        if miss.row.verdict == "far":
            if again := asked.again(miss):
                return replace(found, verdicts=dict(verdicts), fault=fault, unsteady=unsteady), again
            unsteady += 1
        if over:
            cut = "inputs" if number >= inputs else "seconds"
            break
    return replace(found, verdicts=dict(verdicts), fault=fault, unsteady=unsteady, cut=cut), None


def _asked_in_turn(asked: _Asked, found: Search) -> Iterator[tuple[int, Miss]]:
    """Yield the problems that have one minimiser, with what came of them, counted from 1."""
    number = 0
    for draft in draws(found.kind, found.seed):
        if miss := asked.judge(draft, f"{found.kind} of seed {found.seed}, number {number + 1}"):
            number += 1
            yield number, miss


class _Small:
    """A miss on its way to a smaller problem: `best`, the steps `taken`, and the budget that `cut` it, if one did."""

    def __init__(self, asked: _Asked, first: Miss, steps: int, told: Callable[[str], object]) -> None:
        self.asked, self.best, self.steps, self.told = asked, first, steps, told
        self.taken, self.cut, self.tried, self.path = 0, "", {first.draft}, [first]

    def run(self) -> None:
        """Try all places again and again, until none makes the problem smaller."""
        before = None
        while before is not self.best and not self.cut:
            before = self.best
            for group in range(len(places(before.draft))):
                for place in places(self.best.draft)[group]:
                    while self._step(place):
                        pass

    def _step(self, place: tuple[int, ...]) -> bool:
        """Take the first smaller draft at a place that is missed, too; return whether there is one."""
        for draft in smaller(self.best.draft, place):
            if draft in self.tried or self.cut:
                continue
            if self.taken >= self.steps or self.asked.late:
                self.cut = "seconds" if self.asked.late else "steps"
                return False
            self.tried.add(draft)
            self.taken += 1
            self.told(f"made smaller: {len(self.best.draft.matrix)} x {self.best.draft.columns}")
            again = self.asked.judge(draft, self.best.row.input.name)
            if again and again.row.verdict == "far":
                self.best = again
                self.path.append(again)
                return True
        return False

    def repeated(self) -> tuple[Miss, int]:
        """Return a small miss that a new process repeats, and how many it did not; the first one has been repeated."""
        back = 1
        while back < len(self.path):
            if found := self.asked.again(self.path[-back]):
                return found, back.bit_length() - 1
            back *= 2
        return self.path[0], back.bit_length() - 1
