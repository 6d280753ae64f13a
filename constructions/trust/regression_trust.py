"""Whether the support of the minimiser is the same for all data in a box, certified (T1), or two answers there (T3).

A certificate is proposed in floats and then shown to hold in rationals.  Two answers are sought at the corners where
the first conditions fail, whose signs are those of derivatives, and at some random ones.  Where neither is found, it is
open: no algorithm decides trust (T5).
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property, partial
from typing import Any

from constructions.certificates import Provenance, envelope
from constructions.trust.active_sets import Fitted, Several, Told, minimiser
from constructions.trust.boxes import Box, Corner, Rescaled, moved, rounded_down
from constructions.trust.budget import OutOfSteps
from constructions.trust.estimates import suggestion
from constructions.trust.grams import Gram
from constructions.trust.regressions import Radii, Regression
from constructions.trust.solutions import exact_witness, parameters, solution_certificate, trust_certificate
from constructions.trust.witnesses import Witness
from theory.exact import BarriersError, Brief, brief, rational, write_rational

__all__ = ["Answer", "Trust", "path", "solution_certificate", "trust"]

ZERO, ONE = Fraction(0), Fraction(1)
CONDITIONS, RANDOM, NEAR = 4, 6, 4
"""How many conditions and random corners are tried, and up to which multiple of what first order says."""
BEYOND = tuple(1 + Fraction(1, 2**e) for e in (10, 8, 6, 4, 2, 0))
"""Multiples of what first order says at which two answers are sought."""
TINY, STEPS = Fraction(1, 2**20), 12
FINE, ROUGH = Fraction(1, 100), Fraction(1, 10)
"""How near, relatively, the smallest box with two answers is sought to one where the same corner has one; on paths."""


@dataclass(frozen=True, repr=False)
class Answer(Brief):
    """A strict minimiser for data inside a box: centre + step sign radius."""

    found: Fitted
    corner: Corner
    step: Fraction

    @property
    def told(self) -> str:
        """The size of the support, and where it is."""
        return f"{sum(map(abs, self.found.signs))} columns, {'at the centre' if not self.step else 'at a corner'}"

    def as_json(self) -> dict[str, Any]:
        """Return what a certificate holds."""
        witness, width = exact_witness(self.found)
        return {"step": write_rational(self.step), "corner": self.corner.as_json(), **witness.as_json(width)}


@dataclass(frozen=True, repr=False, eq=False)
class Trust(Brief):
    """What is known of a problem whose data lie in a box.

    `found` is the centre's minimiser, or `Several`.  What is asked is computed then: the verdict, the largest multiple
    of the box that is certified, the smallest with two answers.
    """

    problem: Regression
    within: Radii
    found: Fitted | Several
    seed: int = 0
    fineness: Fraction = FINE
    rescaled: Rescaled | None = None

    @cached_property
    def box(self) -> Box:
        """The centre's minimiser, with the box."""
        centre = self.found.found if isinstance(self.found, Several) else self.found
        return Box(centre, self.within, self.rescaled)

    @property
    def tied(self) -> bool:
        """Whether the centre has several minimisers, or one that is not strict."""
        return isinstance(self.found, Several) or not self.found.strict

    @cached_property
    def shown(self) -> tuple[Witness, list[int]] | None:
        """A witness that the whole box is trusted (T1), or none."""
        return None if self.tied else _certified(self.box, ONE)

    @cached_property
    def verdict(self) -> str:
        """What is known: "trusted", "two answers" or "open"."""
        return "trusted" if self.shown else "two answers" if self.answers else "open"

    @cached_property
    def answers(self) -> tuple[Answer, Answer] | None:
        """Two different answers for data in the box, if they are found (T3)."""
        return None if self.shown else _answers(self.box, self.tied, ONE, self.seed)

    @cached_property
    def largest(self) -> Fraction:
        """The largest multiple of the box that is certified, of those tried; 0 if none is."""
        least = ONE if self.shown else ZERO
        return least if self.tied or _empty(self.within) else self.box.largest(least)

    @cached_property
    def smallest(self) -> Fraction | None:
        """The smallest multiple of the box in which two answers were found, or none."""
        found = None if _empty(self.within) else _smallest(self.box, self.tied, self.largest, self.seed, self.fineness)
        if "answers" not in self.__dict__ or not self.answers or (found is not None and found <= ONE):
            return found
        second = self.answers[1]
        if self.tied or not second.step or not _differs(self.box, second.corner, second.step):
            return ONE
        return _bisected(self.box, second.corner, self.largest, second.step, self.fineness)

    @property
    def second(self) -> Fitted | None:
        """Another answer in the box."""
        return self.answers[1].found if self.answers else None

    @property
    def told(self) -> str:
        """The verdict, and the box."""
        return f"{self.__dict__.get('verdict', 'not asked')}, {self.within.told}"

    def certificate(self, provenance: Provenance = None, *, multiple: Fraction | None = None) -> dict[str, Any]:
        """Return the certificate of the verdict; if it is open, of the largest box, or of the centre alone (T1, T3).

        Raises `BarriersError` for a `multiple` of the box that is not certified.
        """
        if multiple is None and self.answers and self.rescaled:
            raise BarriersError("two tables have scales of their own: no certificate is written of two answers there")
        if multiple is None and self.answers:
            return _two(self.problem, self.within, self.answers, provenance)
        t = multiple if multiple is not None else ONE if self.shown else self.largest
        if not t and multiple is None:
            return solution_certificate(self.found, provenance)
        shown = None if self.tied else _certified(self.box, t, short=True)
        if shown is None:
            raise BarriersError(f"{brief(t)} times the box is not certified: the largest is {brief(self.largest)}")
        witness, width = shown
        return trust_certificate(witness, width, self.within.times(t), provenance)


def trust(
    problem: Regression,
    within: Radii,
    *,
    start: Sequence[Any] | None = None,
    seed: int = 0,
    told: Told = None,
    gram: Gram | None = None,
    rescaled: Rescaled | None = None,
) -> Trust:
    """Return whether the minimiser's support with its signs is the same for all data in a box (T1, T3).

    `start` is a float solver's answer, `seed` that of random corners.  With `rescaled`, thresholds are scales of
    columns, which other data change, and two answers have no certificate.  Raises `OutOfSteps` if the centre is not
    solved, and `BarriersError` for a box of another size.

    >>> problem = Regression.lasso([[3, 1]], [1], 1)
    >>> found = trust(problem, Radii.of(problem, "1/4"))
    >>> found.verdict, found.found.support, 1 < found.largest < 4 < found.smallest < 5
    ('trusted', (0,), True)
    >>> trust(problem, Radii.of(problem, 2)).verdict
    'two answers'
    """
    answer = replace(_centred(problem, within, start, seed, told, gram), rescaled=rescaled)
    verdict = answer.verdict
    if told:
        told(f"the verdict is: {verdict}")
    return answer


def path(
    problem: Regression,
    multiples: Iterable[Any],
    within: Radii,
    *,
    seed: int = 0,
    told: Told = None,
    rescaled: Callable[..., tuple[Regression, Radii]] | None = None,
) -> Iterator[tuple[Fraction, Trust]]:
    """Yield what is known at multiples of a problem's penalty, each from the answer for the one before (T1, T3).

    Thresholds with their radii, and the ridge, are multiplied; `rescaled` is as for `trust`, for a multiple.  What is
    asked is computed then; the smallest box with two answers is sought roughly.

    >>> problem = Regression.lasso([[3, 1]], [1], 1)
    >>> [step.verdict for _, step in path(problem, [1, 2, 4], Radii.of(problem, "1/100"))]
    ['trusted', 'trusted', 'trusted']
    """
    gram, start = Gram(problem), None
    for multiple in map(rational, multiples):
        thresholds, ridge, moves = (
            tuple(multiple * v for v in values) for values in (problem.thresholds, problem.ridge, within.thresholds)
        )
        step, box = replace(problem, thresholds=thresholds, ridge=ridge), replace(within, thresholds=moves)
        found = replace(_centred(step, box, start, seed, told, gram), fineness=ROUGH)
        if rescaled:
            found = replace(found, rescaled=partial(rescaled, multiple=multiple))
        start = _short(found.found.x if isinstance(found.found, Several) else found.found.vector)
        yield multiple, found


def _centred(
    problem: Regression, within: Radii, start: Sequence[Any] | None, seed: int, told: Told, gram: Gram | None
) -> Trust:
    """Solve the centre."""
    if len(within.columns) != problem.size:
        raise BarriersError(f"the box has {len(within.columns)} columns, the problem {problem.size}")
    if any(g > t for g, t in zip(within.thresholds, problem.thresholds, strict=True)):
        raise BarriersError("a threshold may fall below 0 in this box")
    try:
        found: Fitted | Several = minimiser(problem, start, told=told, gram=gram)
    except Several as several:
        found = several
    if told:
        told("the centre has several minimisers" if isinstance(found, Several) else f"the centre is solved: {found}")
    return Trust(problem, within, found, seed)


def _empty(within: Radii) -> bool:
    return not any((*within.columns, within.y, *within.thresholds))


def _certified(box: Box, t: Fraction, *, short: bool = False) -> tuple[Witness, list[int]] | None:
    return exact_witness(box.found) if _empty(box.within) else box.certified(t, short=short)


def _short(x: Sequence[Fraction]) -> list[Fraction]:
    """Return numbers near the given ones, of 64 bits."""
    found = []
    for v in x:
        bits = 64 + v.denominator.bit_length() - v.numerator.bit_length()
        scale = Fraction(2) ** bits
        found.append(Fraction(round(v * scale)) / scale if v else ZERO)
    return found


def _answer(box: Box, corner: Corner, t: Fraction, step: Fraction) -> Answer | None:
    """Return the answer at a corner of the box times t, if it is strict."""
    data = moved(box.problem, box.within, corner, t * step)
    gram = box.found.gram.towards(data, (*corner.columns, corner.y))
    if box.rescaled:
        try:
            data, known = box.rescaled(data)
        except BarriersError:  # a column may be constant
            return None
    start = suggestion(data, _short(box.found.vector))
    try:
        found = minimiser(
            data, [rational(start.get(j, ZERO)) for j in range(data.size)], steps=100 + 10 * data.size, gram=gram
        )
    except (Several, OutOfSteps):
        return None
    if not found.strict or (box.rescaled and Box(found, known).certified(ONE) is None):
        return None
    return Answer(found, corner, step)


def _known(box: Box) -> bool:
    """Whether the centre's support is that for all thresholds that its scales may have."""
    return not box.rescaled or Box(box.found, box.rescaled(box.problem)[1]).certified(ONE) is not None


def _same(one: Fitted, other: Fitted) -> bool:
    return (one.support, one.signs) == (other.support, other.signs)


def _answers(box: Box, tied: bool, t: Fraction, seed: int) -> tuple[Answer, Answer] | None:
    """Return two answers in the box times t, or none."""
    found = [] if tied or not _known(box) else [Answer(box.found, Corner(("",) * box.problem.size, ""), ZERO)]
    for corner, step in _places(box, t, seed):
        answer = _answer(box, corner, t, step)
        if answer and found and not _same(found[0].found, answer.found):
            return found[0], answer
        found = found or ([answer] if answer else [])
    return None


def _places(box: Box, t: Fraction, seed: int) -> Iterator[tuple[Corner, Fraction]]:
    """Yield corners and steps at which another answer may be."""
    near = [(ratio, place) for ratio, place in box.ratios(CONDITIONS) if ratio < NEAR * t]
    for _, place in near:
        yield box.corner(place, box.outward(place)), ONE
    for ratio, place in near:
        if ratio < t:
            yield box.corner(place, box.outward(place)), (ratio / t + 1) / 2 if ratio else Fraction(1, 2)
    for ratio, place in near:
        if not ratio:
            yield box.corner(place, -box.outward(place)), ONE
    if near and box.problem.rows * box.problem.size <= 10**5:
        draw = random.Random(seed)  # noqa: S311
        for _ in range(RANDOM):
            yield _random_corner(box, draw), ONE


def _random_corner(box: Box, draw: random.Random) -> Corner:
    rows = box.problem.rows
    texts = ["".join(draw.choices("+-", k=rows)) if r else "" for r in (*box.within.columns, box.within.y)]
    return Corner(tuple(texts[:-1]), texts[-1])


def _smallest(box: Box, tied: bool, least: Fraction, seed: int, fineness: Fraction) -> Fraction | None:
    """Return the smallest multiple at which two answers are found, of a few; `least` is certified."""
    if tied:
        return next((t for t in (TINY, ONE) if _answers(box, tied, t, seed)), None)
    if not _known(box):
        return None
    first = [(ratio, box.corner(place, box.outward(place))) for ratio, place in box.ratios(2)]
    for factor in BEYOND:
        for ratio, corner in first:
            t = rounded_down(ratio * factor * Fraction(10001, 10000))
            if ratio <= 2 * first[0][0] and _differs(box, corner, t):
                return _bisected(box, corner, least, t, fineness)
    return None


def _differs(box: Box, corner: Corner, t: Fraction) -> bool:
    """Whether the answer at a corner of the box times t is strict, and not the centre's."""
    answer = _answer(box, corner, t, ONE)
    return answer is not None and not _same(answer.found, box.found)


def _bisected(box: Box, corner: Corner, low: Fraction, high: Fraction, fineness: Fraction) -> Fraction:
    """Return a multiple at which the corner's answer is another, with one near it at which it is not."""
    for _ in range(STEPS):
        halves = int(high / low).bit_length() // 2 if low else 1
        middle = rounded_down((low + high) / 2 if halves <= 1 else high / 2**halves)
        if high * (1 - fineness) <= low or middle <= low:
            break
        low, high = (low, middle) if _differs(box, corner, middle) else (middle, high)
    return high


def _two(problem: Regression, within: Radii, answers: tuple[Answer, Answer], provenance: Provenance) -> dict[str, Any]:
    """Return the certificate of two answers in the box (T3)."""
    claim = parameters(problem) | {
        "within": within.as_json(),
        "supports": [list(a.found.support) for a in answers],
        "signs": [list(a.found.signs) for a in answers],
    }
    witness = {"data": problem.data_json(), "answers": [a.as_json() for a in answers]}
    return envelope("two-answers", "T3", claim, witness, provenance)
