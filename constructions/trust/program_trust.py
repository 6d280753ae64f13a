"""Whether the optimal basis of a program is the same for all data in a box: certificates of T0, T2 and T3.

Two answers are two programs in the box, each with the only minimiser of a basis of its own: no algorithm that reads
data to within the box names the basis of both.  Floats propose multiples, widths and corners; what is handed out was
verified in integers.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any

from constructions.blocks import Block
from constructions.certificates import Provenance, envelope, sha256
from constructions.solvers.quiet import single_thread
from constructions.trust.bases import Based, NoOptimum, minor, optimum
from constructions.trust.budget import OutOfSteps
from constructions.trust.program_corners import Directions, directed, drawn, still
from constructions.trust.program_estimates import Estimate
from constructions.trust.program_witnesses import Boxed, Witness
from constructions.trust.programs import Program, Within
from theory.exact import BarriersError, Brief, brief, write_rational

__all__ = ["Answer", "Directions", "Trust", "solution_certificate", "trust", "witness"]

Told = Callable[[str], None]
ZERO, ONE = Fraction(0), Fraction(1)
EXTRA = (0, 16, 32, 64, 128, 256, 512)
"""Bits of a witness beyond those that should do."""
SHRINK = (ONE, Fraction(999, 1000), Fraction(99, 100), Fraction(9, 10), Fraction(1, 2))
STRETCH = (Fraction(1, 2**20), Fraction(1, 2**10), Fraction(1, 2**6), Fraction(1, 2**3))
CANDIDATES, DRAWS, STEPS = 8, 6, 1000
SMALL = (Fraction(1, 2**30), Fraction(1, 2**10), ONE)
"""The multiples of a box in which two answers are looked for where the centre is at an end of its basis."""
FINE = 32
"""Bits after the point of an enclosure, at least."""


@dataclass(frozen=True, repr=False)
class Answer(Brief):
    """The only minimiser of the program at a multiple of the box, towards a corner, with a witness for it."""

    multiple: Fraction
    corner: Directions
    found: Based
    shown: Witness

    @property
    def told(self) -> str:
        """The basis, and where it is."""
        return f"basis {list(self.found.basis)}, {'towards a corner' if self.multiple else 'at the centre'}"

    def as_json(self, within: Fraction) -> dict[str, Any]:
        """Return what a certificate holds, for a multiple of the box."""
        step = self.multiple / within if self.multiple else ZERO
        return {"step": write_rational(step), "corner": self.corner.as_json(), **self.shown.as_json()}


@dataclass(frozen=True, repr=False, eq=False)
class Trust(Brief):
    """What is known of the programs in a box: "trusted", "two answers" or "open".

    `largest` is the largest multiple of the box that was certified, 0 if none was, `smallest` the smallest with two
    answers that were found, None if none were.  `found` is the optimum of the centre, or why it has none.
    """

    program: Program
    within: Within
    found: Based | NoOptimum
    largest: Fraction
    shown: Witness | None
    smallest: Fraction | None
    answers: tuple[Answer, Answer] | None

    @property
    def verdict(self) -> str:
        """The verdict on the box itself."""
        if self.largest >= 1:
            return "trusted"
        return "two answers" if self.smallest is not None and self.smallest <= 1 else "open"

    @property
    def second(self) -> Based | None:
        """The optimum of the second of two answers."""
        return self.answers[1].found if self.answers else None

    @property
    def told(self) -> str:
        """The verdict, and how far it reaches."""
        ends = [f"trusted up to {self.largest}"] if self.largest else []
        ends += [f"two answers at {self.smallest}"] if self.smallest is not None else []
        return "; ".join([self.verdict, *(f"{end} times the box" for end in ends)])

    def certificate(self, provenance: Provenance = None, *, multiple: Fraction | None = None) -> dict[str, Any]:
        """Return the certificate of the verdict; if it is open, of the largest box, or of the centre alone (T2, T3).

        Raises `BarriersError` for a `multiple` of the box that is neither certified nor has two answers.
        """
        if multiple is None:
            multiple = ONE if self.verdict != "open" else self.largest
            if not multiple:
                return solution_certificate(self.found, provenance)
        within = self.within.scaled(multiple)
        if self.shown and isinstance(self.found, Based) and multiple <= self.largest:
            return _trusted(self.found, within, self.shown, provenance)
        if self.answers is None or self.smallest is None or multiple < self.smallest:
            raise BarriersError(f"nothing is certified of {brief(multiple)} times the box")
        data = self.program.data_json()
        bases, places = ([getattr(a.found, name) for a in self.answers] for name in ("basis", "places"))
        claim = {**_claim(self.program, data), "within": _within(self.program, within)}
        claim |= {"bases": [list(basis) for basis in bases], "places": places}
        answers = [answer.as_json(multiple) for answer in self.answers]
        return envelope("two-answers", "T3", claim, {"data": data, "answers": answers}, provenance)


def _claim(program: Program, data: dict[str, Any]) -> dict[str, Any]:
    return {"problem": "LP", "data_sha256": sha256(data), "rows": program.rows, "columns": program.size}


def _within(program: Program, within: Within) -> dict[str, Any]:
    return {
        "relative": write_rational(within.relative),
        "absolute": write_rational(within.absolute),
        "exact": sorted(within.still(program)),
    }


def _trusted(found: Based, within: Within, shown: Witness, provenance: Provenance) -> dict[str, Any]:
    data = found.program.data_json()
    claim = {**_claim(found.program, data), "within": _within(found.program, within)}
    claim |= {"basis": list(found.basis), "places": found.places}
    return envelope("trust", "T2", claim, {"data": data, **shown.as_json()}, provenance)


def solution_certificate(found: Based | NoOptimum, provenance: Provenance = None) -> dict[str, Any]:
    """Return the certificate of an only minimiser or of why there is none (T0), by its basis if that is strict (T2).

    >>> found = optimum(Program.of([1, 1], [[1, 2]], [1]))
    >>> solution_certificate(found)["result"], solution_certificate(found)["claim"]["basis"]
    ('T2', [1])
    >>> solution_certificate(optimum(Program.of([1, 1], [[1, 2]], [0])))["claim"]["outcome"]
    'one'
    """
    program = found.program
    if isinstance(found, Based) and found.strict:
        shown = witness(found, Within())
        if shown is not None:
            return _trusted(found, Within(), shown, provenance)
    data = program.data_json()
    body: dict[str, Any] = {"data": data, "x": None, "u": None, "other": None, "rows": [], "modulus": 2, "push": None}
    outcome, support = "one", None
    if isinstance(found, Based):
        ends = zip(found.reduced, program.lower, program.upper, strict=True)
        free = [j for j, (z, low, high) in enumerate(ends) if not z and (low is None or low != high)]
        rows, body["modulus"] = minor(program, free)
        body["rows"], support = list(rows), list(found.support)
    else:
        outcome = found.why
        body["other"] = Block.of(found.other).as_json() if found.other else None
    for name in ("x", "u"):
        values = getattr(found, name)
        body[name] = Block.of(values).as_json() if values else None
    claim = {**_claim(program, data), "outcome": outcome, "support": support}
    return envelope("solution", "T0", claim, body, provenance)


@dataclass(frozen=True)
class Centre:
    """An optimum with a basis of full size, and the box around its program."""

    found: Based
    within: Within

    @cached_property
    def estimate(self) -> Estimate:
        found = self.found
        solution = found.x, found.u, found.reduced
        return Estimate(found.program, self.within, found.basis, found.places, solution, found.near.ratios)

    def witness(self, multiple: Fraction) -> Witness | None:
        """Return a witness for a multiple of the box, verified in integers; None if none is found."""
        found, boxed = self.found, Boxed(self.found.program, self.within.scaled(multiple), *self._based)
        short, rough = self.estimate.bits()
        for extra in EXTRA:
            widths = self.estimate.widths_for(multiple, short + extra, rough + extra)
            if widths is None:
                continue
            over: int = 2 ** (short + extra)
            width, dual_width = (Block(tuple(int(v * over) + 1 for v in values), over) for values in widths)
            x, u = _rounded([found.x[j] for j in found.basis], over), _rounded(found.u, over)
            shown = Witness(x, u, width, dual_width, self.found.near.rounded(rough + extra))
            if boxed.failing(shown) is None:
                return shown
        return None

    @property
    def _based(self) -> tuple[tuple[int, ...], str]:
        return self.found.basis, self.found.places

    def widths(self) -> Block | None:
        """Return widths that enclose the basic variables for all programs in the box (T2.2); None if none are found."""
        found, boxed = self.found, Boxed(self.found.program, self.within, *self._based)
        rough = self.estimate.bits()[1]
        for extra in EXTRA[1:]:
            widths, over = self.estimate.widths_for(ONE, FINE + extra, rough + extra), 2 ** (FINE + extra)
            if widths is not None:
                width = Block(tuple(int(v * over) + 1 for v in widths[0]), over)
                x = _rounded([found.x[j] for j in found.basis], over)
                if boxed.encloses(x, width, self.found.near.rounded(rough + extra)):
                    return Block(tuple(v + 1 for v in width.values), over)  # around the exact x, not the rounded one
        return None

    def largest(self) -> tuple[Fraction, Witness | None]:
        """Return the largest multiple of the box that is certified, and its witness."""
        bound = self.estimate.largest()
        for factor in SHRINK:
            multiple = _decimal(bound * factor, 5)
            if multiple and (shown := self.witness(multiple)):
                return multiple, shown
        return ZERO, None


def _rounded(values: Sequence[Fraction], over: int) -> Block:
    return Block(tuple(round(v * over) for v in values), over)


def _decimal(value: Fraction, digits: int, *, up: bool = False) -> Fraction:
    """Return a number >= 0 rounded to some decimal digits, down or up."""
    if not value:
        return ZERO
    unit: Fraction = ONE
    while value / unit < 10 ** (digits - 1):
        unit /= 10
    while value / unit >= 10**digits:
        unit *= 10
    return (-(-value // unit) if up else value // unit) * unit


def witness(found: Based, within: Within) -> Witness | None:
    """Return a witness that a basis is optimal in a whole box, verified in integers (T2); None if none is found.

    >>> found = optimum(Program.of([1, 1], [[1, 2]], [1]))
    >>> witness(found, Within.of("1/10")) is None, witness(found, Within.of("1/2")) is None
    (False, True)
    """
    return Centre(found, within).witness(ONE) if found.strict else None


def trust(program: Program, within: Within, *, start: Any = None, seed: int = 0, told: Told | None = None) -> Trust:
    """Say whether all programs in a box have the same optimal basis, and in how large a box they have (T2, T3).

    `start` is where to look for the optimum of the centre, as `optimum` takes it.  The verdict is "trusted" if the
    basis is certified for the whole box (T2), "two answers" if two programs in it have different ones (T3), or "open".

    >>> program = Program.of([1, 1], [[1, 2]], [1])
    >>> trust(program, Within.of("1/10")).verdict, trust(program, Within.of("1/2")).verdict
    ('trusted', 'two answers')
    """
    with single_thread():
        return _trust(program, within, start, seed, told or (lambda _: None))


def _trust(program: Program, within: Within, start: Any, seed: int, say: Told) -> Trust:
    try:
        found: Based | NoOptimum = optimum(program, start, told=say)
    except NoOptimum as refused:
        found = refused
    if isinstance(found, NoOptimum) and found.why != "several":
        return Trust(program, within, found, ZERO, None, None, None)
    if not within.relative and not within.absolute:
        alone = witness(found, within) if isinstance(found, Based) else None
        return Trust(program, within, found, ONE if alone else ZERO, alone, None, None)
    if isinstance(found, Based) and found.strict:
        centre = Centre(found, within)
        say("how wide a box can be certified?")
        largest, shown = centre.largest()
        say("where does the basis end?")
        answers = _towards(centre, shown, say)
        if not largest and answers is None:
            answers = _around(program, within, found, seed)
        return Trust(program, within, found, largest, shown, answers[1].multiple if answers else None, answers)
    say("the optimum is at an end of its basis: are there two answers around it?")
    answers = _around(program, within, found, seed)
    return Trust(program, within, found, ZERO, None, answers[0].multiple if answers else None, answers)


def _answer(program: Program, within: Within, multiple: Fraction, corner: Directions, start: Any) -> Answer | None:
    """Return the answer at a multiple of the box towards a corner, if it is a strict one.

    Raises `NoOptimum` if there is no feasible x, or no least cost.
    """
    try:
        found = optimum(corner.moved(program, within, multiple), start, steps=STEPS)
    except OutOfSteps:
        return None
    except NoOptimum as refused:
        if refused.why == "several":
            return None
        raise
    shown = witness(found, Within())
    return Answer(multiple, corner, found, shown) if shown else None


def _different(one: Answer, two: Answer) -> bool:
    return (one.found.basis, one.found.places) != (two.found.basis, two.found.places)


def _towards(centre: Centre, shown: Witness | None, say: Told) -> tuple[Answer, Answer] | None:
    """Return the centre's answer, and another one near to it, towards a corner where its basis ends.

    A witness for a box is one for its centre.
    """
    found, estimate, program = centre.found, centre.estimate, centre.found.program
    shown = shown or witness(found, Within())
    if shown is None:
        return None
    first = Answer(ZERO, still(program), found, shown)
    ends = []
    for ratio, kind, place in estimate.first_order()[:CANDIDATES]:
        if (end := estimate.breaks(kind, place, ratio)) is not None:
            ends.append((end, kind, place))
    for end, kind, place in sorted(ends):
        corner = directed(program, centre.within, estimate.signs(kind, place))
        say(f"another answer at {_decimal(end, 3)} times the box?")
        for stretch in STRETCH:
            multiple = _decimal(end * (1 + stretch), 9, up=True)
            try:
                second = _answer(program, centre.within, multiple, corner, found)
            except NoOptimum:
                break
            if second and _different(first, second):
                return first, second
    return None


def _around(program: Program, within: Within, found: Based | NoOptimum, seed: int) -> tuple[Answer, Answer] | None:
    """Return two answers in a small box, at opposite random corners as a rule, where the centre has no strict one."""
    source = random.Random(f"corners {seed}")  # noqa: S311 (a draw, not a secret)
    corners = [corner for _ in range(DRAWS) for corner in drawn(program, within, source)]
    for tried, multiple in zip((2 * DRAWS, 4, 4), SMALL, strict=True):
        answers: list[Answer] = []
        for corner in corners[:tried]:
            with suppress(NoOptimum):
                if answer := _answer(program, within, multiple, corner, found.x):
                    if other := next((a for a in answers if _different(a, answer)), None):
                        return other, answer
                    answers.append(answer)
    return None
