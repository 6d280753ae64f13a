"""The optimal 2-means clustering of three numbers near a tie, and what is computable beside it: the least cost (K)."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from constructions.gallery.posed import Computable, enough, posed
from theory.algorithms import Oracle, Tape
from theory.problems import Problem

__all__ = ["CLUSTERING", "least_cost"]

PAIRS = ((0, 1), (1, 2), (0, 2))
"""The points that share a cluster, for the three ways to make two of three points."""


def cost(points: Sequence[Fraction]) -> Fraction:
    """Return the least sum of squared distances to the mean of the own cluster, over all clusterings into two."""
    return min((points[i] - points[j]) ** 2 / 2 for i, j in PAIRS)


def least_cost(problem: Problem, oracle: Oracle, tape: Tape) -> list[Fraction]:
    """Return the least cost of two clusters of three numbers, within the accuracy."""
    size = max(abs(oracle.read(k, 0)) + 1 for k in range(3))
    level = enough(min(Fraction(1), problem.accuracy / (4 * size + 2)))
    return [cost([oracle.read(k, level) for k in range(3)])]


CLUSTERING = posed(
    "clustering", "the cluster, 0 or 1, of each of three numbers in an optimal 2-means clustering", "x_1 x_2 x_3",
    lambda s: [0, 1 + s, 2], left=[[0, 0, 1], [1, 1, 0]], right=[[0, 1, 1], [1, 0, 0]],
    limit=[[0, 0, 1], [1, 1, 0], [0, 1, 1], [1, 0, 0]], accuracy=Fraction(49, 100),
    computable=Computable(
        "the least cost", 1, least_cost,
        lambda s, output, accuracy: abs(output[0] - (1 - abs(s)) ** 2 / 2) <= accuracy,
    ),
)  # fmt: skip
"""K: kappa = 1."""
