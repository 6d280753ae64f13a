"""Phase diagrams: what explicit objects attain, computed exactly, beside the curve of what a theorem admits.

Each phase is a grid of places.  At each stands what an explicit object attains, computed, and what the theorem says no
object can beat; where a result is sharp the two agree.  Serves A3, A6, A8, B2-B4, C1, W; a grid shows instances.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from constructions.adversary import defeat, survey
from constructions.instability import failing_set
from constructions.inverse_problems import InverseProblem, digits_family
from constructions.minimisers import minimiser_family
from constructions.precision import price, sharp_weights_network, weight_product
from constructions.stable_network import sharp_network, sharp_runs
from constructions.trainers import simple
from constructions.training_sets import TrainingSet, training_set
from theory.algorithms import Budget, Oracle, Tape, execute
from theory.exact import write_rational
from theory.families import Family
from theory.layers import Layer
from theory.networks import ReluNetwork
from theory.problems import Problem

__all__ = ["PHASES", "Cell", "Phase", "accuracy_phase", "digits_phase", "pieces_phase", "precision_phase"]

HALF, QUARTER = Fraction(1, 2), Fraction(1, 4)


@dataclass(frozen=True)
class Cell:
    """One place (x, y) of a diagram: what is `attained` there, and the theorem's `bound` on it."""

    x: Fraction
    y: Fraction
    attained: Fraction
    bound: Fraction


@dataclass(frozen=True)
class Phase:
    """A diagram: what its axes and its values are, and its cells.

    `least` tells whether the bound is from below (nothing attains less) or from above.
    """

    name: str
    result: str
    axes: tuple[str, str]
    value: str
    least: bool
    cells: tuple[Cell, ...]

    @property
    def holds(self) -> bool:
        """Whether no cell is better than the theorem allows."""
        return all(c.attained >= c.bound if self.least else c.attained <= c.bound for c in self.cells)

    def as_json(self) -> dict[str, Any]:
        """Return the diagram as a JSON object, rationals as strings."""
        cells = [{key: write_rational(value) for key, value in vars(cell).items()} for cell in self.cells]
        return {
            "phase": self.name, "result": self.result, "x": self.axes[0], "y": self.axes[1], "value": self.value,
            "bound": "from below" if self.least else "from above", "holds": self.holds, "cells": cells,
        }  # fmt: skip


def pieces_phase(
    points: Sequence[int] = tuple(range(4, 65, 4)), widths: Sequence[int] = tuple(range(3, 64, 4))
) -> Phase:
    """Return the least fraction of the n points p^k at which a network of one hidden layer fails (A3, A6).

    Attained by the zigzag on which A3 is an equality; the bound is max(0, ceil((n-P-1)/2))/n, with P = width + 1.

    >>> [(str(c.attained), str(c.bound)) for c in pieces_phase([12], [3, 20]).cells]
    [('1/3', '1/3'), ('0', '0')]
    """
    cells = []
    for n in points:
        data = training_set(n)
        for width in widths:
            network = sharp_network(sharp_runs(n, width), width)
            failing = len(failing_set(network, data.bare_points, data.labels))
            least = max(0, -((width + 2 - n) // 2))
            cells.append(Cell(Fraction(n), Fraction(width + 1), Fraction(failing, n), Fraction(least, n)))
    return Phase("pieces", "A3", ("n, points", "P, pieces"), "failing fraction", True, tuple(cells))


def least_error_network(widths: Sequence[int], data: TrainingSet, weight: Fraction) -> ReluNetwork:
    """Return a network of these widths with weights at most `weight` that errs on D_delta as little as A8 allows."""
    product = weight_product(widths, weight, data.delta)
    if product <= 1:
        return sharp_weights_network(widths, data.delta, weight)
    whole = sharp_weights_network(widths, data.delta / product, weight)  # climbs `product` times too fast
    last = whole.layers[-1]
    slower = Layer(tuple(tuple(w / product for w in row) for row in last.weights), last.bias)
    return ReluNetwork((*whole.layers[:-1], slower))


def precision_phase(
    exponents: Sequence[int] = tuple(range(12, 33, 2)), weights: Sequence[int] = tuple(range(13)),
    widths: Sequence[int] = (2, 2, 1), points: int = 8,
) -> Phase:  # fmt: skip
    """Return the least error on D_delta, delta = 2**-x, of networks whose weights are at most 2**y (A8).

    The bound is max(0, (1 - W^L N_1…N_(L-1) delta)/2), for P(N) < n - 1.

    >>> [(str(c.attained), str(c.bound)) for c in precision_phase([12], [5, 6]).cells]
    [('1/4', '1/4'), ('0', '0')]
    """
    cells = []
    for exponent in exponents:
        data = training_set(points, delta=Fraction(1, 2**exponent), dimension=widths[0])
        for power in weights:
            weight = Fraction(2**power)
            network = least_error_network(widths, data, weight)
            found = price(network, data)
            assert found.applies
            assert network.largest_weight() <= weight
            bound = max(Fraction(0), (1 - weight_product(widths, weight, data.delta)) / 2)
            cells.append(Cell(Fraction(exponent), Fraction(power), found.error, bound))
    axes = ("−log₂ δ", "log₂ W, bound of the weights")
    return Phase("precision", "A8", axes, "least error on D_δ", True, tuple(cells))


def accuracy_phase(steps: int = 24) -> Phase:
    """Return the best success probability, over the inputs played, of four algorithms at accuracies j/(2 steps) (B).

    The bound is 1/2 below accuracy 1/4 (B2), 1 from there on (B4); a coin attains the one (B3), a constant the other.

    >>> [(str(c.x), str(c.attained)) for c in accuracy_phase(4).cells]
    [('0', '1/2'), ('1/8', '1/2'), ('1/4', '1'), ('3/8', '1'), ('1/2', '1')]
    """
    family, zero = minimiser_family(), Fraction(0)
    cells = []
    for j in range(steps + 1):
        alpha = Fraction(j, 2 * steps)
        algorithms = (simple.labels, simple.midpoint, simple.coin, simple.constant)
        denied = family.admits(alpha)
        played = [defeat(a, family, alpha) if denied else survey(a, [family], alpha) for a in algorithms]
        best = max(min(play.success.low for play in found.plays) for found in played)
        cells.append(Cell(alpha, zero, best, HALF if alpha < QUARTER else Fraction(1)))
    axes = ("accuracy α", "")
    return Phase("accuracy", "B4", axes, "success on the worst input", False, tuple(cells))


def digits_phase(digits: int = 3, members: int = 10, levels: int = 26) -> Phase:
    """Return the best success at K-1 digits on the n-th weak inputs by reading levels at most m (C1, W).

    Attained by reading until the larger entry is known, or tossing a coin. Nothing does better than 1/2 where m < n:
    all answers up to level n are about the limit. At K digits a coin is best at every level, and K-2 digits need none.

    >>> cells = digits_phase(2, members=2, levels=7).cells
    >>> {str(c.attained) for c in cells if c.x == 2 and c.y < 2}, {str(c.attained) for c in cells if c.y == 7}
    ({'1/2'}, {'1'})
    """
    family = digits_family(InverseProblem("P3"), digits, weak=True)
    alpha = Fraction(1, 10 ** (digits - 1))
    cells = []
    for n in range(1, members + 1):
        for level in range(levels + 1):
            bound = HALF if level < n else Fraction(1)
            cells.append(Cell(Fraction(n), Fraction(level), _best(family, alpha, n, level), bound))
    axes = ("n, the input is 4⁻ⁿ from the limit", "m, levels that may be read")
    return Phase("digits", "C1", axes, f"success at {digits - 1} digits", False, tuple(cells))


def _best(family: Family, alpha: Fraction, n: int, level: int) -> Fraction:
    """Return the least success on the two n-th members of reading on, or of a coin, whichever is more."""
    budget, problem = Budget(max_level=level), family.problem(alpha)
    found = []
    for algorithm, coins in ((simple.k_minus_one, (0,)), (_weak_coin, (0, 1))):
        shares = []
        for branch in (1, 2):
            of, right = family.input(branch, n), 0
            for coin in coins:
                run = execute(algorithm, problem, family.answers(branch, n), coins=lambda c=coin: c, budget=budget)  # type: ignore[misc]
                right += run.output is not None and of.distance(run.output).within(alpha) is True
            shares.append(Fraction(right, len(coins)))
        found.append(min(shares))
    return max(found)


def _weak_coin(problem: Problem, oracle: Oracle, tape: Tape) -> list[Fraction]:
    """Toss a coin between the two minimisers of the weak family."""
    size, place = InverseProblem("P3").coefficient(problem.parameter("weak")), tape.bit()
    return [size if i == place else Fraction(0) for i in range(problem.outputs or 0)]


PHASES: dict[str, Callable[[], Phase]] = {
    "pieces": pieces_phase,
    "precision": precision_phase,
    "accuracy": accuracy_phase,
    "digits": digits_phase,
}
"""Phase diagrams by name."""
