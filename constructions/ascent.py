"""Float search for one vector at which as many points as possible are misclassified: it proposes, and decides nothing.

Projected gradient steps on the sum of the sigmoids of the margins max_{j != y} z_j - z_y, from several starts, with a
temperature that falls; then one or two coordinates at a time are moved if that misclassifies more. Its job is floats.
What a proposal is worth is decided exactly in `constructions.universal`.
Serves U; claims none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray

from constructions.margins import LabelledPoints, two_outputs
from theory.exact import BarriersError
from theory.layers import Layer

__all__ = ["Progress", "float_margins", "proposals"]

Doubles = NDArray[np.float64]
Progress = Callable[[int, int, int], None]
"""Called with the start (from 0), the step and the most points misclassified so far, in floats."""
HUGE = 1e300
"""What a margin beyond all floats is drawn as."""
COLDEST, FASTEST, SLOWEST = 0.03, 0.15, 0.003
"""The last temperature in units of the median margin; the first and the last step in units of the budget."""
COOL = 0.3
"""The first temperature of every other start, in units of that of the others."""


@dataclass(frozen=True)
class _Floats:
    """Weights, biases, points (n, d), labels (n,), the box, and what layer 1 makes of the points, in doubles."""

    weights: list[Doubles]
    biases: list[Doubles]
    points: Doubles
    labels: NDArray[np.intp]
    box: tuple[float, float] | None
    first: Doubles

    def moved(self, eta: Doubles) -> Doubles:
        """Return what layer 1 makes of the moved points."""
        if self.box is None:  # the product with the first weights is linear
            return np.asarray(self.first + self.weights[0] @ eta)
        return np.asarray(np.clip(self.points + eta, *self.box) @ self.weights[0].T + self.biases[0])

    def change(self, coordinate: int, old: float, new: float) -> Doubles:
        """Return what is added to that when one coordinate of the vector changes."""
        if self.box is None:
            return np.asarray(self.weights[0][:, coordinate] * (new - old))
        column = self.points[:, coordinate]
        steps = np.clip(column + new, *self.box) - np.clip(column + old, *self.box)
        return np.outer(steps, self.weights[0][:, coordinate])

    def onward(self, state: Doubles) -> tuple[list[Doubles], Doubles]:
        """Return the inputs of all layers but the first, and the outputs, from what layer 1 made."""
        states = []
        for weights, bias in zip(self.weights[1:], self.biases[1:], strict=True):
            states.append(np.maximum(state, 0))
            state = states[-1] @ weights.T + bias
        return states, state

    def margins(self, outputs: Doubles) -> tuple[Doubles, NDArray[np.intp]]:
        """Return max_{j != y} z_j - z_y for every point, and that j."""
        rows = np.arange(len(self.labels))
        others = outputs.copy()
        others[rows, self.labels] = -np.inf
        best = others.argmax(axis=1)
        return outputs[rows, best] - outputs[rows, self.labels], best

    def gradient(self, eta: Doubles, temperature: float) -> Doubles:
        """Return the gradient in eta of the sum of sigmoid(margin / temperature)."""
        states, outputs = self.onward(self.moved(eta))
        margins, best = self.margins(outputs)
        rate = 0.25 / np.cosh(np.clip(margins / temperature / 2, -300, 300)) ** 2
        back, rows = np.zeros_like(outputs), np.arange(len(rate))
        back[rows, best] += rate
        back[rows, self.labels] -= rate
        for weights, state in zip(self.weights[:0:-1], states[::-1], strict=True):
            back = (back @ weights) * (state > 0)
        if self.box is None:
            return np.asarray(back.sum(axis=0) @ self.weights[0])
        moved = self.points + eta
        free = (moved > self.box[0]) & (moved < self.box[1])
        return np.asarray(((back @ self.weights[0]) * free).sum(axis=0))

    def count(self, state: Doubles) -> int:
        """Return how many points are misclassified, from what layer 1 made."""
        return int((self.margins(self.onward(state)[1])[0] > 0).sum())


def _floats(
    layers: Sequence[Layer], points: Sequence[Sequence[Any]], scale: Fraction, labels: Sequence[int], box: Any
) -> _Floats:
    """Return everything in doubles; raises `BarriersError` for numbers beyond them."""
    try:
        weights = [np.array([[float(w) for w in row] for row in layer.weights]) for layer in layers]
        biases = [np.array([float(b) for b in layer.bias]) for layer in layers]
        rows = np.array([[float(v) for v in row] for row in points]) * float(scale)
        ends = None if box is None else (float(box[0]), float(box[1]))
    except OverflowError:
        raise BarriersError("a number is too large for the search in floats: scale the network or the points") from None
    return _Floats(weights, biases, rows, np.array(labels), ends, rows @ weights[0].T + biases[0])


def _float(budget: Fraction) -> float:
    try:
        return float(budget)
    except OverflowError:
        raise BarriersError("the budget is too large for the search in floats: scale the points") from None


def float_margins(
    layers: Sequence[Layer], data: LabelledPoints, threshold: Fraction | None, eta: Sequence[Fraction], box: Any
) -> tuple[Doubles, Doubles]:
    """Return z_y - max_{j != y} z_j of every point without a vector and with it, in doubles: for pictures."""
    whole = layers if threshold is None else two_outputs(layers, threshold)
    net = _floats(whole, data.rows, data.scale, data.labels, box)
    moves = (np.zeros(len(eta)), np.array([float(v) for v in eta]))
    with np.errstate(all="ignore"):
        before, after = (-net.margins(net.onward(net.moved(move))[1])[0] for move in moves)
    return np.nan_to_num(before, posinf=HUGE, neginf=-HUGE), np.nan_to_num(after, posinf=HUGE, neginf=-HUGE)


def _polished(
    net: _Floats, eta: Doubles, most: float, free: Doubles, tries: int, random: np.random.Generator
) -> Doubles:
    """Return the vector after coordinates were set to -most, 0 or most.

    One at a time while that misclassifies more, then two at a time, at random, where it misclassifies no fewer.
    """
    state, eta, values = net.moved(eta), eta.copy(), (-most, 0.0, most)
    found, quiet, coordinates = net.count(state), 0, np.flatnonzero(free)
    while tries > 0 and quiet < len(coordinates):
        for coordinate in random.permutation(coordinates):
            quiet += 1
            for value in values:
                if value == eta[coordinate] or tries <= 0:
                    continue
                tries -= 1
                changed = state + net.change(coordinate, eta[coordinate], value)
                if (count := net.count(changed)) > found:
                    found, state, quiet = count, changed, 0
                    eta[coordinate] = value
    for _ in range(tries if len(coordinates) > 1 else 0):
        pair, new = random.choice(coordinates, 2, replace=False), random.choice(values, 2)
        changed = state + net.change(pair[0], eta[pair[0]], new[0]) + net.change(pair[1], eta[pair[1]], new[1])
        if (count := net.count(changed)) >= found:
            found, state = count, changed
            eta[pair] = new
    return eta


def proposals(
    layers: Sequence[Layer],
    points: Sequence[Sequence[Any]],
    labels: Sequence[int],
    budget: Fraction,
    *,
    scale: Fraction = Fraction(1),
    mask: Sequence[bool] | None = None,
    box: tuple[Fraction, Fraction] | None = None,
    starts: int = 4,
    steps: int = 300,
    seed: int = 0,
    progress: Progress | None = None,
) -> Iterator[Doubles]:
    """Yield for each start the best vector on its way, of max norm at most the budget up to rounding; then a last one.

    The first start is 0, the others are corners of the cube, every other one cooler. The last vector is the best of
    all, of which coordinates were tried, at most four times as often as steps were made. Raises
    `BarriersError` for numbers that are too large for floats.
    """
    net, most = _floats(layers, points, scale, labels, box), _float(budget)
    free = np.ones(net.points.shape[1]) if mask is None else np.array(mask, dtype=np.float64)
    random = np.random.default_rng(seed)
    with np.errstate(all="ignore"):
        usual = float(np.median(np.abs(net.margins(net.onward(net.first)[1])[0]))) or 1.0
        overall, favourite = -1, np.zeros_like(free)
        for start in range(starts):
            eta = most * random.choice([-1.0, 1.0], len(free)) * free * (start > 0)
            best, found = eta, net.count(net.moved(eta))
            for step in range(steps):
                left = 1 - step / steps
                gradient = net.gradient(eta, usual * (left * (COOL if start % 2 else 1) + COLDEST)) * free
                largest = float(np.abs(gradient).max())
                move = np.sign(gradient) if step % 3 or not largest else gradient / largest
                eta = np.clip(eta + most * (FASTEST * left + SLOWEST) * move, -most, most)
                if step % 10 == 9 or step == steps - 1:
                    if (count := net.count(net.moved(eta))) > found:
                        best, found = eta, count
                    if progress is not None:
                        progress(start, step, max(overall, found))
            if found > overall:
                overall, favourite = found, best
            yield best
        yield _polished(net, favourite, most, free, 4 * steps * starts, random)
