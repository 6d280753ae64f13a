"""What the kernel would refuse for its size, known before anything is searched or evaluated."""

from __future__ import annotations

from constructions.interchange import network_object
from proofs_check.kernel.reading import Unsupported
from proofs_check.kernel.relu import Network
from theory.networks import ReluNetwork

__all__ = ["Work"]


class Work:
    """The work of a check of a network at points, as the kernel counts it."""

    def __init__(self, network: ReluNetwork) -> None:
        self._network = Network(network_object(network)["layers"])

    def beyond(self, evaluations: int, bits: int, later: int = 0) -> str | None:
        """Return what the kernel says to so many evaluations at points of so many bits; None if it makes them."""
        try:
            self._network.bound_work(evaluations, bits, later)
        except Unsupported as error:
            return str(error)
        return None
