"""One vector on one's own data: how many points that a network classifies correctly it misclassifies at once (U).

The vector is searched in floats (`constructions.ascent`), rounded to multiples of a power of two within the budget, and
decided exactly (`constructions.margins`): right is z_y > z_j for all other j, wrong is z_j > z_y for some j, a tie is
neither. Found is found: nothing here says that no other vector does more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from itertools import pairwise
from typing import Any

from constructions.ascent import Progress, proposals
from constructions.margins import LabelledPoints, Margins, two_outputs
from theory.exact import BarriersError, Brief, brief, largest_power_of_two, natural, rational
from theory.layers import Layer

__all__ = ["UniversalVector", "universal_vector", "vector_at"]

ONE = Fraction(1)


@dataclass(frozen=True, repr=False)
class UniversalVector(Brief):
    """A vector eta, exactly what it does to a network on points, and how firmly; made by `universal_vector` (U).

    `before` and `after` say of every point 1 (right), 0 (a tie) or -1 (wrong); `indices`, counted from 0, are points
    that are right before and wrong at every eta' within `radius` (max norm) of lambda eta, lambda in `scalings`. With a
    box the moved points are clipped into it. `pieces` is how many intervals of scalings were looked at for that.
    """

    layers: tuple[Layer, ...]
    data: LabelledPoints
    threshold: Fraction | None
    budget: Fraction
    box: tuple[Fraction, Fraction] | None
    eta: tuple[Fraction, ...]
    before: tuple[int, ...]
    after: tuple[int, ...]
    indices: tuple[int, ...]
    scalings: tuple[Fraction, Fraction] = (ONE, ONE)
    radius: Fraction = Fraction(0)
    pieces: int = 0

    @property
    def told(self) -> str:
        """What is broken, of how many, at which norm."""
        return f"{len(self.indices)} of {self.before.count(1)} right points broken, |eta| = {brief(self.norm)}"

    @property
    def norm(self) -> Fraction:
        """The max norm of eta."""
        return max(abs(v) for v in self.eta)

    @property
    def widths(self) -> tuple[int, ...]:
        """The widths (d, N_1, …, N_{L-1}, k)."""
        return (len(self.layers[0].weights[0]), *(len(layer.weights) for layer in self.layers))

    @cached_property
    def _margins(self) -> Margins:
        return Margins(self.layers, self.data, self.threshold, self.eta, self.box)

    def _interval(self, scalings: tuple[Any, Any], ball: Fraction) -> tuple[Fraction, Fraction]:
        """Return the ends of the scalings; raises `BarriersError` for impossible ones, and with a box."""
        lo, hi = rational(scalings[0]), rational(scalings[1])
        if not lo <= 1 <= hi or ball < 0:
            raise BarriersError(f"needs lo <= 1 <= hi and a radius >= 0, got {brief(lo)}, {brief(hi)}, {brief(ball)}")
        if self.box is not None and lo < hi:
            raise BarriersError("scalings are those of the vector alone: leave out the box")
        return lo, hi

    def steadied(self, *, scalings: tuple[Any, Any] = (1, 1), radius: Any = 0) -> UniversalVector:
        """Return the same with the broken points shown to be wrong at every eta' within the radius of lambda eta (U).

        lambda runs through all of `scalings`, which contains 1. Shown by bounds on the layers, exactly, over ever
        shorter intervals: a point that is not shown may be wrong there, too. Raises `BarriersError` for impossible
        intervals and radii, and for scalings with a box.
        """
        ball = rational(radius)
        lo, hi = self._interval(scalings, ball)
        every = [k for k, (b, a) in enumerate(zip(self.before, self.after, strict=True)) if b > 0 > a]
        pieces = self._margins.pieces_needed(every, lo, hi, ball)
        indices = tuple(k for k in every if pieces[k])
        return replace(self, indices=indices, scalings=(lo, hi), radius=ball, pieces=sum(pieces[k] for k in indices))

    def largest_radius(self, share: Any = 1, *, scalings: tuple[Any, Any] = (1, 1), bits: int = 20) -> Fraction:
        """Return the largest radius at which this share of the broken points is shown to stay so, up to rounding (U).

        Shown as by `steadied`, for these scalings. It is a multiple of 2^-bits of the largest power of two within the
        budget, at most the budget, and may be 0. Raises `BarriersError` as `steadied` does, and where not so many are
        shown to stay wrong at all scalings.
        """
        wanted = rational(share)
        if not 0 < wanted <= 1:
            raise BarriersError(f"a share of the broken points is more than 0 and at most 1, got {brief(wanted)}")
        unit = largest_power_of_two(self.budget) * Fraction(1, 2 ** natural(bits, "bits", 0))
        every = [k for k, (b, a) in enumerate(zip(self.before, self.after, strict=True)) if b > 0 > a]

        lo, hi = self._interval(scalings, Fraction(0))

        def enough(steps: int) -> bool:
            if lo == hi:
                stay = sum(self._margins.wrong_throughout([(k, ONE, ONE) for k in every], steps * unit))
            else:
                stay = sum(map(bool, self._margins.pieces_needed(every, lo, hi, steps * unit).values()))
            return stay >= wanted * len(every)

        if lo < hi and not enough(0):
            raise BarriersError(
                f"fewer than {brief(wanted)} of the broken points are shown to stay so at all scalings: take fewer"
            )
        return unit * _last(enough, int(self.budget / unit))


def _last(holds: Callable[[int], bool], most: int) -> int:
    """Return the last number from 0 to most at which what holds at 0, and never again once it fails, holds."""
    low, high = 0, most + 1
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if holds(middle) else (low, middle)
    return low


def _check(
    layers: Sequence[Layer], data: LabelledPoints, threshold: Any, budget: Any, box: Any
) -> tuple[Fraction | None, Fraction, tuple[Fraction, Fraction] | None]:
    """Return threshold, budget and box as rationals; raises `BarriersError` naming what does not fit."""
    if len(layers) < 2:
        raise BarriersError("a network needs a hidden layer: an affine map is none of these networks")
    inputs, outputs = len(layers[0].weights[0]), len(layers[-1].weights)
    for one, two in pairwise(layers):
        if len(two.weights[0]) != len(one.weights):
            raise BarriersError(f"a layer takes {len(two.weights[0])} inputs after one of {len(one.weights)} outputs")
    if inputs != data.dimension:
        raise BarriersError(f"the network takes {inputs} inputs, the points have dimension {data.dimension}")
    if (outputs == 1) != (threshold is not None):
        raise BarriersError(f"one output needs a threshold, several take none: there are {outputs}")
    if max(data.labels) >= max(outputs, 2):
        raise BarriersError(f"labels run from 0 to {max(outputs, 2) - 1}, got {max(data.labels)}")
    most = rational(budget)
    if most <= 0:
        raise BarriersError(f"the budget must be positive, got {brief(most)}")
    ends = None if box is None else (rational(box[0]), rational(box[1]))
    if ends is not None and ends[0] >= ends[1]:
        raise BarriersError(f"a box [lo, hi] needs lo < hi, got {brief(ends[0])}, {brief(ends[1])}")
    return None if threshold is None else rational(threshold), most, ends


def vector_at(
    layers: Sequence[Layer],
    data: LabelledPoints,
    eta: Iterable[Any],
    *,
    budget: Any,
    threshold: Any = None,
    box: tuple[Any, Any] | None = None,
) -> UniversalVector:
    """Return exactly what a given vector does: which points it breaks, all counts (U).

    Raises `BarriersError` for a vector of another dimension or beyond the budget, and for what does not fit together.

    >>> from constructions.margins import labelled_points
    >>> layers = (Layer.of([[1], [-1]], [0, 0]), Layer.of([[1, -1]], [0]))
    >>> found = vector_at(layers, labelled_points([[1], [-1]], [1, 0]), [-2], budget=2, threshold=0)
    >>> found.indices, found.before, found.after
    ((0,), (1, 1), (-1, 1))
    """
    level, most, ends = _check(layers, data, threshold, budget, box)
    exact = tuple(rational(v) for v in eta)
    if len(exact) != data.dimension or max(abs(v) for v in exact) > most:
        raise BarriersError(f"eta needs {data.dimension} entries of at most {brief(most)}, got {len(exact)} entries")
    decider = Margins(layers, data, level, exact, ends)
    before, after = decider.decisions(decider.first), decider.decisions(decider.moved)
    indices = tuple(k for k, (b, a) in enumerate(zip(before, after, strict=True)) if b > 0 > a)
    return UniversalVector(tuple(layers), data, level, most, ends, exact, before, after, indices, pieces=len(indices))


def universal_vector(
    layers: Sequence[Layer],
    data: LabelledPoints,
    budget: Any,
    *,
    threshold: Any = None,
    mask: Sequence[bool] | None = None,
    box: tuple[Any, Any] | None = None,
    starts: int = 4,
    steps: int = 300,
    seed: int = 0,
    bits: int = 12,
    progress: Progress | None = None,
) -> UniversalVector:
    """Return a vector of max norm at most the budget that breaks many points at once, with exact counts (U).

    Of the proposals of all starts, rounded to multiples of 2^-bits of the largest power of two within the budget, the
    one that breaks most is taken. `mask` says which coordinates may move; with a `box` moved points are clipped into
    it. Raises `BarriersError` for what does not fit together.

    >>> from constructions.margins import labelled_points
    >>> layers = (Layer.of([[1], [-1]], [0, 0]), Layer.of([[1, 0], [0, 1]], [0, 0]))
    >>> universal_vector(layers, labelled_points([[1], [2], [-9]], [0, 0, 1]), 3, steps=20)
    <UniversalVector: 2 of 3 right points broken, |eta| = 3>
    """
    level, most, ends = _check(layers, data, threshold, budget, box)
    if mask is not None and len(mask) != data.dimension:
        raise BarriersError(f"the mask needs {data.dimension} entries, got {len(mask)}")
    natural(starts, "starts"), natural(steps, "steps"), natural(bits, "bits", 0)
    unit = largest_power_of_two(most) * Fraction(1, 2**bits)
    limit = int(most / unit)
    whole = tuple(layers) if level is None else two_outputs(layers, level)
    best: UniversalVector | None = None
    for proposal in proposals(
        whole, data.rows, data.labels, most, scale=data.scale, mask=mask, box=ends, starts=starts, steps=steps,
        seed=seed, progress=progress,
    ):  # fmt: skip
        steps_of = [max(-limit, min(limit, round(rational(v) / unit))) for v in proposal]
        eta = [unit * v for v in steps_of]
        found = vector_at(layers, data, eta, budget=most, threshold=level, box=ends)
        if best is None or len(found.indices) > len(best.indices):
            best = found
    assert best is not None
    return best
