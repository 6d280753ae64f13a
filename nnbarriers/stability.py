"""`stabilise`: the network that is right on every closed ball about the points, certified (A5)."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from constructions.certificates import stability_certificate
from constructions.interchange import write_network
from constructions.stable_network import stable_network
from constructions.training_sets import TrainingSet
from nnbarriers.attacks import known_data
from nnbarriers.certificates import Certificate, named_path
from nnbarriers.showing import drawn, one_line, table
from nnbarriers.wording import shape, short
from theory.exact import BarriersError
from theory.networks import ReluNetwork

if TYPE_CHECKING:
    from nnbarriers.drawing.svg import Picture

__all__ = ["Stable", "claim", "stabilise"]


@dataclass(frozen=True, repr=False)
class Stable:
    """The `network` that equals f_a on every closed ball of the data's radius, in all coordinates."""

    network: ReluNetwork
    data: TrainingSet

    def __repr__(self) -> str:
        return one_line(f"<Stable: {shape(self.network.widths)}, {claim(self.data)}; {self.verdict}>")

    def _repr_html_(self) -> str:
        rows = [("network", shape(self.network.widths)), ("found", claim(self.data)), ("kernel", self.verdict)]
        rows.append(("SHA-256", self.certificate.sha256))
        return table("Stable network (A5)", rows) + drawn(self.plot, len(self.data))

    @property
    def neurons(self) -> int:
        """The number of neurons, 2(n - 1)."""
        return sum(self.network.widths[1:-1])

    @cached_property
    def certificate(self) -> Certificate:
        """The certificate of A5."""
        return Certificate.of(stability_certificate(self.network, self.data))

    @property
    def verdict(self) -> str:
        """What the kernel says of it."""
        return self.certificate.check.verdict

    def save(self, path: str | os.PathLike[str]) -> Path:
        """Write the certificate to a file ending in .json and return its path."""
        return self.certificate.save(path)

    def save_network(self, path: str | os.PathLike[str]) -> Path:
        """Write the network to `.json`, `.npz` or `.onnx` and return its path."""
        where = named_path(path, "save_network(path)")
        write_network(self.network, where)
        return where

    def plot(self) -> Picture:
        """Return the picture: the network on the line of the points, and the balls."""
        from nnbarriers.drawing.figures import stable

        return stable(self.data, self.network)


def stabilise(data: Any) -> Stable:
    """Build the network of 2(n - 1) neurons that is right on every closed ball about the n points (A5, [BHV]).

    Parameters: `data`, a `Dataset` or the path of one, of two points or more. Returns a `Stable`. Raises
    `BarriersError` for anything else.

    See also: `attack`; `barriers stabilise`.

    >>> import nnbarriers as nb
    >>> nb.stabilise(nb.dataset(20))
    <Stable: (2; 38; 1), 38 neurons equal f_a on all 20 closed balls of radius ≈2.87e-4, in all 2 coordinates; accepted>
    """
    points = known_data(data)
    if len(points) < 2:
        raise BarriersError("stabilise takes n >= 2 points, of which A5 speaks; got 1")
    return Stable(stable_network(points), points)


def claim(data: TrainingSet) -> str:
    """Say what the stable network of a training set does."""
    balls = f"{len(data)} closed balls of radius {short(data.radius)}"
    return f"{2 * (len(data) - 1)} neurons equal f_a on all {balls}, in all {data.dimension} coordinates"
