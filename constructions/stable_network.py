"""Networks of variable size that are accurate and stable (A5), how large they must be (A6), and A3's sharp network.

Accurate and stable networks exist, but none of widths N on D_delta if n > P(N) + 1.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Any

from constructions.training_sets import TrainingSet, label, training_set
from theory.exact import BarriersError, largest_power_of_two
from theory.layers import Layer
from theory.networks import ReluNetwork

__all__ = ["balanced_runs", "pieces_required", "sharp_network", "sharp_runs", "stable_network"]


def stable_network(data: TrainingSet) -> ReluNetwork:
    """Return psi, one hidden layer of 2(n-1) neurons, that equals f_a on every closed r-ball about D_delta (A5, [BHV]).

    n >= 2. It depends on x_1 only, is constant on each ball and climbs between neighbouring balls from one grid point
    to the next of a dyadic grid, so all its weights are short dyadics. Raises `BarriersError` for n = 1.

    >>> data = training_set(3)
    >>> psi = stable_network(data)
    >>> psi.widths, psi.evaluate(data.points) == list(data.labels)
    ((2, 4, 1), True)
    """
    n = len(data)
    if n < 2:
        raise BarriersError("the stable network of A5 needs n >= 2 points")
    kinks, slopes = [], []
    for k in range(n - 1, 0, -1):  # from left to right: the gap between point k+1 and point k
        left, right = data.x1[k] + data.radius, data.x1[k - 1] - data.radius
        if right <= left:
            raise BarriersError(
                f"the closed balls about points {k} and {k + 1} touch: no continuous function separates their labels"
            )
        step = largest_power_of_two((right - left) / 2)
        start = -(-left // step) * step
        rise = (label(k) - label(k + 1)) / step
        kinks += [start, start + step]
        slopes += [rise, -rise]
    return _one_hidden_layer(data.dimension, [(Fraction(1), -t) for t in kinks], slopes, Fraction(label(n)))


def pieces_required(n: int) -> int:
    """Return n - 1: a network that with some monotone g fails at none of x^1, …, x^n has P(N) >= n - 1 (A6, [BHV]).

    >>> pieces_required(500)
    499
    """
    if isinstance(n, bool) or not isinstance(n, int) or n < 1:
        raise BarriersError(f"the number n of points must be a whole number >= 1, got {n!r}")
    return n - 1


def _one_hidden_layer(
    dimension: int, neurons: Sequence[tuple[Fraction, Fraction]], output: Sequence[Fraction], bias: Fraction
) -> ReluNetwork:
    """Return x -> bias + sum of output_i rho(w_i x_1 + b_i) on R^d."""
    zeros = (Fraction(0),) * (dimension - 1)
    first = Layer(tuple((w, *zeros) for w, _ in neurons), tuple(b for _, b in neurons))
    return ReluNetwork((first, Layer((tuple(output),), (bias,))))


def sharp_runs(n: int, width: int) -> tuple[int, ...]:
    """Return run lengths for which `sharp_network` fails at just ceil((n-P-1)/2) points (A3).

    The surplus is in the last run.
    """
    if n < 1 or width < 3:
        raise BarriersError(f"runs need n >= 1 points and a width >= 3, got {n} and {width}")
    return (*[1] * min(n, width + 1), *([n - width - 1] if n > width + 1 else []))


def balanced_runs(q: int, width: int) -> tuple[int, ...]:
    """Return run lengths for n = 4q + P - 3 points at which neither label fails q times (A3).

    Two neighbouring runs share the surplus.
    """
    if q < 1 or width < 3:
        raise BarriersError(f"runs need q >= 1 and a width >= 3, got {q} and {width}")
    return (2 * q - 1, 2 * q - 1, *[1] * width)


def sharp_network(runs: Sequence[int], width: int, a: Any = 1, *, dimension: int = 2) -> ReluNetwork:
    """Return a network of one hidden layer, width >= 3, on which A3 is an equality (A3, A6).

    `runs` splits x^n, …, x^1 (left to right) into at most width + 2 runs; all but the last have odd length. Within a
    run the network stays on the side of its first point's label, so every second point of it fails: floor(length/2)
    points in each run and no others. The network is a zigzag about 1/2, its kinks at points of the inner runs, all
    neurons active to the right except the third, active to the left. Raises `BarriersError` for width < 3, too many
    runs or an even run before the last.

    >>> from constructions.instability import failing_set
    >>> data = training_set(12)
    >>> failing_set(sharp_network(sharp_runs(12, 3), 3), data.bare_points, data.labels)   # n = 12, P = 4
    (1, 3, 5, 7)
    """
    if width < 3:
        raise BarriersError(
            f"A3 is sharp for one hidden layer of width >= 3 (for 1 and 2 it is off by one), got {width}"
        )
    if not 1 <= len(runs) <= width + 2:
        raise BarriersError(f"width {width} allows between 1 and {width + 2} runs, got {len(runs)}")
    if min(runs) < 1 or any(length % 2 == 0 for length in runs[:-1]):
        raise BarriersError(f"every run but the last must have odd length, got {list(runs)}")
    n = sum(runs)
    xs = list(reversed(training_set(n, a).x1))
    groups: list[tuple[Fraction, Fraction]] = []
    for length in runs:
        groups.append((xs[0], xs[length - 1]))
        xs = xs[length:]
    while len(groups) < width + 2:  # runs of virtual points to the right
        groups.append((groups[-1][1] + 1, groups[-1][1] + 1))
    return _zigzag(groups, width, Fraction(1 if label(n) else -1), dimension)


def _zigzag(groups: Sequence[tuple[Fraction, Fraction]], width: int, side: Fraction, dimension: int) -> ReluNetwork:
    """Return the network that is on alternating sides of 1/2 on the groups (first, last), starting with `side`."""
    kinks = [groups[1][0], groups[2][1], *(last for _, last in groups[3:-1])]
    heights = [Fraction(1)]  # distance from 1/2 at the kinks
    slopes: list[Fraction] = []  # absolute slopes between the kinks
    steep = 4 / (groups[1][0] - groups[0][1])
    for i in range(width - 1):
        crossing = (groups[i + 1][1] + groups[i + 2][0]) / 2
        if i == 1:  # the piece after the second kink is steep, to make room for the leftmost one
            crossing = min(crossing, kinks[1] + heights[1] / steep)
        slopes.append(heights[i] / (crossing - kinks[i]))
        heights.append(slopes[i] * (kinks[i + 1] - crossing))
    slopes.append(2 * heights[-1] / (groups[-1][0] - groups[-2][1]))
    leftmost = slopes[1] + slopes[2]  # what the neuron that is active to the left gives
    signed = [side * m * (-1) ** (i + 1) for i, m in enumerate([leftmost, *slopes])]
    neurons = [(Fraction(-1), kinks[2]) if i == 2 else (Fraction(1), -t) for i, t in enumerate(kinks)]
    output = [after - before for before, after in pairwise(signed)]
    zeros = [0] * (dimension - 1)
    bare = _one_hidden_layer(dimension, neurons, output, Fraction(0))
    centre = bare((kinks[0], *zeros)) + side * heights[0]
    ends = (groups[0][0], max(groups[-1][1], groups[-2][1]))
    far = max(*heights, *(abs(bare((t, *zeros)) - centre) for t in ends))  # bring all values into [0, 1]
    return _one_hidden_layer(dimension, neurons, [v / (2 * far) for v in output], (1 - centre / far) / 2)
