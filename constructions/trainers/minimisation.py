"""Exact empirical risk minimisation of tiny networks by mixed-integer programming (HiGHS).

One hidden layer: phi(x) = c + sum_i s_i rho(u_i x + b_i), s_i = 1 or -1, which is every network of these widths, by
homogeneity, up to a bound on u_i and b_i.  For each number of positive s_i the largest error is minimised over all
u, b, c at once, with an integer for each neuron and point that says whether it fires.  This one really minimises, up to
the bound and the tolerances of HiGHS; what it returns is as unstable as any.
"""

from __future__ import annotations

import numpy as np

from constructions.trainers.trainer import Array, Sample, Trainer, Weights
from theory.exact import BarriersError

__all__ = ["least_error", "milp"]

LARGEST = 4.0


def least_error(x: Array, y: Array, signs: Array) -> tuple[float, Weights]:
    """Return the least largest error of a network with these signs, and a network that attains it.

    Variables: u (a row a neuron), b, c, the outputs of the neurons (point by point), who fires, the error.
    """
    from scipy.optimize import Bounds, LinearConstraint, milp

    (r, d), k = x.shape, len(signs)
    most = LARGEST * (np.abs(x).sum(axis=1) + 1)
    matrix, above = _inequalities(x, y, signs, most)
    at_b, at_h = k * d, k * d + k + 1
    at_a, at_t = at_h + r * k, at_h + 2 * r * k
    low, high = np.full(at_t + 1, -LARGEST), np.full(at_t + 1, LARGEST)
    low[at_h:], high[at_h:at_a], high[at_a:at_t], high[at_t] = 0.0, most.max(), 1.0, 1.0
    whole, goal = np.zeros(at_t + 1), np.zeros(at_t + 1)
    whole[at_a:at_t] = goal[at_t] = 1.0
    # without presolving, from which HiGHS prints on stdout
    found = milp(
        goal, integrality=whole, bounds=Bounds(low, high), constraints=LinearConstraint(matrix, -np.inf, above),
        options={"mip_rel_gap": 0.0, "presolve": False},
    )  # fmt: skip
    if found.x is None:
        raise BarriersError(f"HiGHS found no network: {found.message}")
    v = found.x
    hidden = v[:at_b].reshape(k, d), v[at_b : at_b + k]
    return float(v[at_t]), [hidden, (signs[None, :].astype(float), v[at_h - 1 : at_h])]


def _inequalities(x: Array, y: Array, signs: Array, most: Array) -> tuple[Array, Array]:
    """Return M, v such that M variables <= v says: the neurons compute rho, and no error is larger than the last."""
    (r, d), k = x.shape, len(signs)
    at_b, at_c, at_h = k * d, k * d + k, k * d + k + 1
    at_a, at_t = at_h + r * k, at_h + 2 * r * k
    rows: list[Array] = []
    above: list[float] = []

    def add(entries: dict[int, float], bound: float) -> None:
        row = np.zeros(at_t + 1)
        for place, value in entries.items():
            row[place] = value
        rows.append(row)
        above.append(bound)

    for j in range(r):
        fit = {at_c: 1.0, **{at_h + j * k + i: float(signs[i]) for i in range(k)}}
        add({**fit, at_t: -1.0}, y[j])
        add({**{place: -v for place, v in fit.items()}, at_t: -1.0}, -y[j])
        for i in range(k):
            z = {i * d + m: x[j, m] for m in range(d)} | {at_b + i: 1.0}
            h, a, big = at_h + j * k + i, at_a + j * k + i, most[j]
            add({**z, h: -1.0}, 0.0)  # h >= z
            add({**{place: -v for place, v in z.items()}, h: 1.0, a: big}, big)  # h <= z unless silent
            add({h: 1.0, a: -big}, 0.0)  # h <= 0 if silent
    return np.array(rows), np.array(above)


def _minimise(sample: Sample) -> Weights:
    """Minimise over all patterns of signs, which may be ordered."""
    if len(sample.widths) != 3:
        raise BarriersError(f"milp minimises over networks of one hidden layer, got the widths {sample.widths}")
    k = sample.widths[1]
    trials = (least_error(sample.x, sample.y, np.where(np.arange(k) < p, 1.0, -1.0)) for p in range(k + 1))
    return min(trials, key=lambda pair: pair[0])[1]


milp = Trainer("milp", "exact empirical risk minimisation (HiGHS)", "scipy", _minimise, seed_bits=0, instance=(8, (2,)))
