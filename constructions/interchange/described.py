"""A network with the words that say how its file was understood.

Claims no result.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from theory.exact import Brief
from theory.networks import ReluNetwork

__all__ = ["ASSUMED", "Described", "chain", "taken_off"]

ASSUMED = "the file does not say what stands between: ReLU is assumed"
"""What is said of files that hold matrices and their names, and nothing else."""
SHOWN = 5
"""Most layers of which each is shown."""
LOGITS = "the outputs are the logits, in their order"
ENDS = {
    "sigmoid": "Sigmoid taken off: its threshold 1/2 is 0 here",
    "softmax": f"Softmax taken off: {LOGITS}",
    "log_softmax": f"LogSoftmax taken off: {LOGITS}",
    "argmax": "ArgMax taken off: the class is that of the largest output",
}
"""What may end a model and is taken off, since it changes no decision."""


@dataclass(frozen=True, repr=False)
class Described(Brief):
    """A network, and in words the layers that were read, what was taken off or folded in, and what was assumed.

    `end` is the activation that was taken off, one of `ENDS`; `classes` are those of the outputs, if the file says so;
    `output` is the tensor that was chosen by its name.
    """

    network: ReluNetwork
    words: str
    end: str = ""
    classes: tuple[Any, ...] | None = None
    output: str = ""

    @classmethod
    def of(cls, network: ReluNetwork, more: str = "", *, end: str = "", **others: Any) -> Described:
        """Return a network with its chain of layers in words, what was taken off, and what else there is to say."""
        return cls(network, chain(network) + taken_off(end) + more, end, **others)

    @property
    def told(self) -> str:
        """The words, as far as they go on a line."""
        return self.words if len(self.words) <= 100 else f"{self.words[:99]}…"


def taken_off(end: str) -> str:
    """Return what is said of an end that was taken off; nothing if there was none.

    >>> taken_off("sigmoid")
    ', Sigmoid taken off: its threshold 1/2 is 0 here'
    """
    return f", {ENDS[end]}" if end else ""


def chain(network: ReluNetwork) -> str:
    """Return the layers of a network in words.

    >>> chain(ReluNetwork.of([([[1], [-1]], [0, 0]), ([[1, 1]], [0])]))
    'Linear(1,2)–ReLU–Linear(2,1)'
    """
    layers = [f"Linear({len(layer.weights[0])},{len(layer.weights)})" for layer in network.layers]
    if len(layers) <= SHOWN:
        return "–ReLU–".join(layers)
    return f"{'–ReLU–'.join(layers[: SHOWN - 2])}–…–ReLU–{layers[-1]} ({len(layers)} linear layers)"
