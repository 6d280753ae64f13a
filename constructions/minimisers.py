"""Results B: minimisers whose predictions no algorithm finds with probability above 1/2 (B0-B5, [BHV], second theorem).

T_delta = (x^j + delta f_a(x^j) e_2)_{j <= r}, r >= P(N) + 2, delta_n = eps(r) 4**-n; Omega = {T_0} and {T_{delta_n} :
n >= 1}.  The evaluations are the coordinates of the r points.  Xi(T) are the vectors (phi(z))_{z in T} of networks
phi in NN_{N,L} whose cost is within eps-hat of the infimum.  On T_{delta_n} they lie within eps of the labels; on T_0
each is at least 1/2 away from them.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from constructions.training_sets import epsilon, label
from theory.costs import COSTS, Cost
from theory.exact import BarriersError, rational, write_rational
from theory.families import JUMP, Family
from theory.layers import check_widths, piece_bound
from theory.networks import ReluNetwork
from theory.problems import Distance, Input, Problem

__all__ = ["minimiser_family", "set_points"]

HALF = Fraction(1, 2)


def set_points(r: int, a: Any, n: int | None, dimension: int = 2) -> list[tuple[Fraction, ...]]:
    """Return the r points of T_{delta_n}, or of T_0 for n None (B0, B1).

    >>> set_points(1, 1, None)
    [(Fraction(4, 7), Fraction(0, 1))]
    """
    delta = Fraction(0) if n is None else epsilon(r) / 4**n
    zeros = (Fraction(0),) * (dimension - 2)
    return [(4 * rational(a) / (4 * j + 3), delta * label(j), *zeros) for j in range(1, r + 1)]


def minimiser_family(
    widths: Sequence[int] = (2, 2, 1), a: Any = 1, *, r: int | None = None, cost: Cost = COSTS["sup"], eps: Any = 0,
    networks: bool = False,
) -> Family:  # fmt: skip
    """Return the jump family of predictions (B0, B1, B2, B3, B4), or of `networks` as outputs (B5).

    r defaults to P(N) + 2.  The cost lies in CF_r^{eps, eps-hat} with eps-hat = `cost.tolerance(eps, r)`.  Raises
    `BarriersError` unless d >= 2, a in [1/2, 1], 0 <= eps < 1/2, r >= P(N) + 2, and eps-hat > 0 or the cost is the sup
    cost, whose infimum on T_0 is attained.

    >>> minimiser_family((2, 1, 1)).kappa
    Fraction(1, 2)
    """
    sizes, parameter, close = check_widths(widths), rational(a), rational(eps)
    size = piece_bound(sizes) + 2 if r is None else r
    if sizes[0] < 2 or not HALF <= parameter <= 1:
        raise BarriersError(f"B needs d >= 2 and a in [1/2, 1], got d = {sizes[0]}, a = {parameter}")
    if not 0 <= close < HALF:
        raise BarriersError(f"B needs 0 <= eps < 1/2, got {close}")
    if size < piece_bound(sizes) + 2:
        raise BarriersError(f"B needs r >= P(N) + 2 = {piece_bound(sizes) + 2} points, got {size}")
    if cost.name != "sup" and cost.tolerance(close, size) == 0:
        raise BarriersError(f"the infimum of the cost {cost.name} on T_0 need not be attained: B then needs eps > 0")
    labels = tuple(label(j) for j in range(1, size + 1))

    def build(n: int | None) -> Input:
        points = set_points(size, parameter, n, sizes[0])
        flat = [v for point in points for v in point]

        def distance(output: Any) -> Distance:
            vector = output.evaluate(points) if isinstance(output, ReluNetwork) else output
            return _to_limit(vector, labels, cost) if n is None else _to_member(vector, labels, close)

        return Input("T_0" if n is None else f"T_delta_{n}", flat.__getitem__, distance)

    def problem(accuracy: Fraction) -> Problem:
        names = tuple(f"z^{j}_{i}" for j in range(1, size + 1) for i in range(1, sizes[0] + 1))
        public = (("a", parameter), ("cost", cost.name), ("eps", close))
        asks = "a network" if networks else "the outputs, to within the accuracy, of a network"
        asks += f" of these widths that minimises R(outputs at the points z^j, labels), R the {cost.name} cost"
        asks += f", up to eps = {close}" if close else ""
        return Problem(
            "B:networks" if networks else "B", names, None if networks else size, accuracy, labels, sizes, public, asks
        )

    def settle(output: Any, alpha: Fraction) -> int:
        n, step = 1, epsilon(size)
        while output.lipschitz_bound() * step / 4**n >= HALF - close - alpha:
            n += 1
        return n

    easy = "the constant network 1/2" if networks else "the constant f/2 + 1/4 (B4)"
    sharp = cost.name == "sup" and close == 0
    told = {"name": "B", "a": write_rational(parameter), "widths": list(sizes), "r": size, "cost": cost.name}
    told["eps"] = write_rational(close)
    return Family(
        JUMP, problem, build(None), lambda _, n: build(n), HALF - close, settle=settle if networks else None,
        parameters=None if networks else told,
        beyond=f"{easy} then succeeds on every input" if sharp else "nothing is claimed there",
    ).proved("B1")  # fmt: skip


def _error(vector: Sequence[Fraction], labels: Sequence[int]) -> Fraction:
    return max(abs(v - s) for v, s in zip(vector, labels, strict=True))


def _to_member(vector: Sequence[Fraction], labels: Sequence[int], eps: Fraction) -> Distance:
    """B1: the solution set contains the labels and lies in their closed eps-ball."""
    off = _error(vector, labels)
    return Distance(max(Fraction(0), off - eps), off)


def _to_limit(vector: Sequence[Fraction], labels: Sequence[int], cost: Cost) -> Distance:
    """B0, B1: every solution is at least 1/2 away from the labels; for the sup cost the constant 1/2 is one."""
    known = max(abs(v - HALF) for v in vector) if cost.name == "sup" else None
    return Distance(max(Fraction(0), HALF - _error(vector, labels)), known)
