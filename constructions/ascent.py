"""Float search for one vector at which as many points as possible are misclassified: it proposes, and decides nothing.

Projected gradient steps on the sum of the sigmoids of the margins max_{j != y} z_j - z_y, from several starts, with a
temperature that falls; its job is floats. What a proposal is worth is decided exactly in `constructions.universal`.
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
COLDEST, FASTEST, SLOWEST = 0.03, 0.15, 0.003
"""The last temperature in units of the median margin; the first and the last step in units of the budget."""


@dataclass(frozen=True)
class _Floats:
    """Weights, biases, points (n, d), labels (n,), the box, and what layer 1 makes of the points, in doubles."""

    weights: list[Doubles]
    biases: list[Doubles]
    points: Doubles
    labels: NDArray[np.intp]
    box: tuple[float, float] | None
    first: Doubles

    def forward(self, eta: Doubles) -> tuple[list[Doubles], Doubles]:
        """Return the inputs of all layers but the first, and the outputs."""
        if self.box is None:  # the product with the first weights is linear
            state = self.first + self.weights[0] @ eta
        else:
            state = np.clip(self.points + eta, *self.box) @ self.weights[0].T + self.biases[0]
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
        states, outputs = self.forward(eta)
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

    def count(self, eta: Doubles) -> int:
        """Return how many points are misclassified."""
        return int((self.margins(self.forward(eta)[1])[0] > 0).sum())


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


def float_margins(
    layers: Sequence[Layer], data: LabelledPoints, threshold: Fraction | None, eta: Sequence[Fraction], box: Any
) -> tuple[Doubles, Doubles]:
    """Return z_y - max_{j != y} z_j of every point without a vector and with it, in doubles: for pictures."""
    whole = layers if threshold is None else two_outputs(layers, threshold)
    net = _floats(whole, data.rows, data.scale, data.labels, box)
    moves = (np.zeros(len(eta)), np.array([float(v) for v in eta]))
    before, after = (-net.margins(net.forward(move)[1])[0] for move in moves)
    return before, after


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
    """Yield for each start the best vector on its way, of max norm at most the budget up to rounding.

    Raises `BarriersError` for numbers that are too large for floats.
    """
    net, most = _floats(layers, points, scale, labels, box), float(budget)
    free = np.ones(net.points.shape[1]) if mask is None else np.array(mask, dtype=np.float64)
    random = np.random.default_rng(seed)
    with np.errstate(all="ignore"):
        usual = float(np.median(np.abs(net.margins(net.forward(np.zeros_like(free))[1])[0]))) or 1.0
        overall = 0
        for start in range(starts):
            eta = random.uniform(-most / 2, most / 2, len(free)) * free * (start > 0)
            best, found = eta, net.count(eta)
            for step in range(steps):
                left = 1 - step / steps
                gradient = net.gradient(eta, usual * (left + COLDEST)) * free
                largest = float(np.abs(gradient).max())
                move = np.sign(gradient) if step % 3 or not largest else gradient / largest
                eta = np.clip(eta + most * (FASTEST * left + SLOWEST) * move, -most, most)
                if step % 10 == 9 or step == steps - 1:
                    if (count := net.count(eta)) > found:
                        best, found = eta, count
                    overall = max(overall, found)
                    if progress is not None:
                        progress(start, step, overall)
            yield best
