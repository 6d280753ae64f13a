"""Cost functions: the class CF_r, and the pairs (eps, eps-hat) of CF_r^{eps, eps-hat}.

CF_r: R(v, w) = 0 exactly if v = w.  CF_r^{eps, eps-hat}: moreover R(v, w) <= eps-hat implies ||v - w||_inf <= eps.
Values are exact rationals.  Serves A2 (the interpolating network minimises every R in CF_r).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from theory.exact import BarriersError, rational

__all__ = ["COSTS", "Cost"]

Measure = Callable[[list[Fraction]], Fraction]


@dataclass(frozen=True)
class Cost:
    """R(v, w) = measure(|v - w|), in CF_r^{eps, eps-hat} for eps-hat = `tolerance(eps, r)`.

    >>> COSTS["mean-square"](["0", "1"], ["0", "0"]), COSTS["mean-square"].tolerance("1/2", 2)
    (Fraction(1, 2), Fraction(1, 8))
    """

    name: str
    measure: Measure
    tolerance_of: Callable[[Fraction, int], Fraction]

    def __call__(self, predictions: Sequence[Any], labels: Sequence[Any]) -> Fraction:
        """Return the cost of r predictions against r labels, r >= 1; raises `BarriersError` if the lengths differ."""
        if not predictions or len(predictions) != len(labels):
            raise BarriersError(
                f"a cost compares r >= 1 predictions with r labels, got {len(predictions)} and {len(labels)}"
            )
        return self.measure([abs(rational(v) - rational(w)) for v, w in zip(predictions, labels, strict=True)])

    def tolerance(self, epsilon: Any, r: int) -> Fraction:
        """Return eps-hat >= 0 such that R(v, w) <= eps-hat implies ||v - w||_inf <= eps, for length r (B1)."""
        eps = rational(epsilon)
        if eps < 0 or r < 1:
            raise BarriersError(f"CF_r^(eps, eps-hat) needs eps >= 0 and r >= 1, got {eps} and {r}")
        return self.tolerance_of(eps, r)


def _power_sum(power: int) -> Measure:
    return lambda errors: sum((e**power for e in errors), Fraction(0))


def _mean_power(power: int) -> Measure:
    return lambda errors: sum((e**power for e in errors), Fraction(0)) / len(errors)


COSTS = {
    cost.name: cost
    for cost in (
        Cost("sup", max, lambda eps, r: eps),
        Cost("sum-absolute", _power_sum(1), lambda eps, r: eps),
        Cost("sum-square", _power_sum(2), lambda eps, r: eps**2),
        Cost("mean-absolute", _mean_power(1), lambda eps, r: eps / r),
        Cost("mean-square", _mean_power(2), lambda eps, r: eps**2 / r),
        Cost("mean-fourth-power", _mean_power(4), lambda eps, r: eps**4 / r),
        Cost("wrong-count", lambda errors: Fraction(sum(e != 0 for e in errors)), lambda eps, r: Fraction(1, 2)),
    )
}
"""Cost functions by name, all in CF_r for every r."""
