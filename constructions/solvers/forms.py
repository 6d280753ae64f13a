"""The form in which general solvers get a problem: a linear or convex quadratic program, at most one second-order cone.

min <c, v> + sum_i q_i v_i^2 s.t. Av = b, l <= v <= u and, with a cone (s, r, ...), v_s >= ||(v_r, ...)||_2.  x = p - q
with p, q >= 0, and a residual r = y - Ax of its own: no product of data is formed, so that no datum is rounded.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from constructions.convex_problems import Bounds, LinearProgram
from constructions.solvers.solver import Array, Problem

__all__ = ["Form", "form_of"]

ONE = 1.0


@dataclass(frozen=True)
class Form:
    """A program in floating point; bounds may be infinite; `size` is the length of x, `split` whether x = p - q."""

    cost: Array
    square: Array
    matrix: Array
    right: Array
    lower: Array
    upper: Array
    size: int
    split: bool = False
    cone: tuple[int, ...] = ()

    @property
    def linear(self) -> bool:
        """Whether there is neither a square nor a cone."""
        return not self.square.any() and not self.cone

    def back(self, v: Array | None) -> Array | None:
        """Return x, from a minimiser of this program or none."""
        if v is None:
            return None
        flat = np.asarray(v, dtype=float).ravel()
        return flat[: self.size] - flat[self.size : 2 * self.size] if self.split else flat

    def dual_gap(self, v: Array, y: Array) -> float | None:
        """Return the gap of v and a dual vector of the rows, for a linear program; None where nothing comes out."""
        if not self.linear or len(v) != len(self.cost) or len(y) != len(self.right):
            return None
        z = self.cost - self.matrix.T @ y
        ends = np.where(z > 0, self.lower, self.upper)
        finite = np.isfinite(ends)
        found = float(self.cost @ v - self.right @ y - z[finite] @ ends[finite])
        return found if np.isfinite(found) else None

    def sides(self) -> tuple[Array, Array]:
        """Return G, h: the finite bounds as rows Gv <= h."""
        unit, low, high = np.eye(len(self.cost)), np.isfinite(self.lower), np.isfinite(self.upper)
        return np.vstack([-unit[low], unit[high]]), np.concatenate([-self.lower[low], self.upper[high]])

    def cone_rows(self) -> tuple[Array, Array]:
        """Return G, h such that h - Gv is in the second-order cone just if v is in this one's; no rows without one."""
        return -np.eye(len(self.cost))[list(self.cone)], np.zeros(len(self.cone))


def _array(values: tuple[Fraction, ...]) -> Array:
    return np.array([float(v) for v in values])


def _ends(bounds: Bounds, infinite: float) -> Array:
    return np.array([infinite if v is None else float(v) for v in bounds])


def form_of(problem: Problem) -> Form:
    """Return the form of a problem; every datum is the double that it is.

    >>> from constructions.convex_problems import L1Problem
    >>> found = form_of(L1Problem.of("P2", [[2, 1]], [1]))
    >>> found.matrix, found.square
    (array([[ 2.,  1., -2., -1.,  1.]]), array([0., 0., 0., 0., 1.]))
    """
    matrix = np.array([[float(v) for v in row] for row in problem.matrix])
    m, n = matrix.shape
    if isinstance(problem, LinearProgram):
        lower, upper = _ends(problem.lower, -np.inf), _ends(problem.upper, np.inf)
        return Form(_array(problem.cost), np.zeros(n), matrix, _array(problem.right), lower, upper, n)
    lam, both = float(problem.lam), np.hstack([matrix, -matrix])
    y, plain = _array(problem.y), problem.kind == "P1"
    cost, low = np.full(2 * n, ONE if plain else lam), np.zeros(2 * n)
    if plain and not problem.eta:
        return Form(cost, 0 * cost, both, y, low, np.full(2 * n, np.inf), n, True)
    both, free = np.hstack([both, np.eye(m)]), np.full(m, np.inf)
    if problem.kind == "P2":
        cost, square = np.concatenate([cost, np.zeros(m)]), np.concatenate([0 * cost, np.ones(m)])
        return Form(cost, square, both, y, np.concatenate([low, -free]), np.full(2 * n + m, np.inf), n, True)
    both = np.hstack([both, np.zeros((m, 1))])
    cost = np.concatenate([cost, np.zeros(m), [0 if plain else ONE]])
    top, end = np.full(2 * n + m + 1, np.inf), 2 * n + m
    if plain:
        top[end] = float(problem.eta)
    cone = (end, *range(2 * n, end))
    return Form(cost, 0 * cost, both, y, np.concatenate([low, -free, [0]]), top, n, True, cone)
