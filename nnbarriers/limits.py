"""What the kernel would refuse for its size, known before anything is searched or evaluated."""

from __future__ import annotations

from collections.abc import Callable

from proofs_check.kernel.reading import Unsupported
from proofs_check.kernel.relu import Network
from theory.networks import ReluNetwork

__all__ = ["Work", "fewer"]


class Work:
    """The work of a check of a network at points, as the kernel counts it."""

    def __init__(self, network: ReluNetwork) -> None:
        self._network = Network([])  # its numbers are there already, and not read again
        for matrix in network.integer_layers:
            *rows, last = matrix.tolist()
            self._network.layers.append(([[int(v) for v in row] for row in rows], int(last[-1])))

    def beyond(self, evaluations: int, bits: int, later: int = 0) -> str | None:
        """Return what the kernel says to so many evaluations at points of so many bits; None if it makes them."""
        try:
            self._network.bound_work(evaluations, bits, later)
        except Unsupported as error:
            return str(error)
        return None


def fewer(points: int, beyond: Callable[[int], str | None]) -> str:
    """Return the way out where so many points are too many: half of them, a quarter, …, or a smaller network.

    >>> fewer(100, lambda points: "too much" if points > 30 else None)
    'give 25 points or fewer'
    """
    halves = (points >> k for k in range(1, points.bit_length()))
    fits = next((n for n in halves if not beyond(n)), 0)
    return f"give {fits} points or fewer" if fits else "the network is too large"
