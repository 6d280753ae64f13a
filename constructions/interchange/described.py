"""A network with the words that say how its file was understood.

Claims no result.
"""

from __future__ import annotations

from dataclasses import dataclass

from theory.exact import Brief
from theory.networks import ReluNetwork

__all__ = ["ASSUMED", "Described", "chain"]

ASSUMED = "the file does not say what stands between: ReLU is assumed"
"""What is said of files that hold matrices and their names, and nothing else."""
SHOWN = 5
"""Most layers of which each is shown."""


@dataclass(frozen=True, repr=False)
class Described(Brief):
    """A network, and in words the layers that were read, what was taken off or folded in, and what was assumed."""

    network: ReluNetwork
    words: str

    @classmethod
    def of(cls, network: ReluNetwork, more: str = "") -> Described:
        """Return a network with its chain of layers in words, and what else there is to say."""
        return cls(network, chain(network) + more)

    @property
    def told(self) -> str:
        """The words, as far as they go on a line."""
        return self.words if len(self.words) <= 100 else f"{self.words[:99]}…"


def chain(network: ReluNetwork) -> str:
    """Return the layers of a network in words.

    >>> chain(ReluNetwork.of([([[1], [-1]], [0, 0]), ([[1, 1]], [0])]))
    'Linear(1,2)–ReLU–Linear(2,1)'
    """
    layers = [f"Linear({len(layer.weights[0])},{len(layer.weights)})" for layer in network.layers]
    if len(layers) <= SHOWN:
        return "–ReLU–".join(layers)
    return f"{'–ReLU–'.join(layers[: SHOWN - 2])}–…–ReLU–{layers[-1]} ({len(layers)} linear layers)"
