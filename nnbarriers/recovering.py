"""`recover`: a sparse vector from few measurements by a network with certified constants (E0, E2, E3)."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from constructions.certificates import recovery_certificate
from constructions.firenet import firenet, norm_above, run
from constructions.null_space import required
from constructions.rational_matrices import norm_bound
from constructions.recovery import Recovery, recovery
from nnbarriers.arguments import entries, rational_argument, whole
from nnbarriers.certificates import MayBeCertified
from nnbarriers.showing import drawn, one_line, table
from nnbarriers.wording import short
from theory.exact import BarriersError

if TYPE_CHECKING:
    from nnbarriers.drawing.svg import Picture

__all__ = ["Recovered", "recover"]

MOST_RESTARTS, MOST_ENTRIES = 200, 2**20


@dataclass(frozen=True, repr=False)
class Recovered(MayBeCertified):
    """The output `x` of a network, within `bound` of every sparse vector that the data admit; `found` holds all."""

    found: Recovery

    def __repr__(self) -> str:
        return one_line(
            f"<Recovered: {len(self.found.z)} entries, every {self.sparsity}-sparse vector that the data admit, if"
            f" there is one, is within {short(self.bound)}>"
        )

    def _repr_html_(self) -> str:
        size = np.abs(self.x)
        largest = [j for j in np.argsort(-size, kind="stable")[: 2 * self.sparsity] if size[j] > size.max() / 1000]
        told = ", ".join(f"x[{j}] ≈ {self.x[j]:.6g}" for j in sorted(largest)) or "none: x is 0"
        of = f"for every {self.sparsity}-sparse x with ‖Ax − y‖ ≤ {short(self.found.noise)}"
        network = f"{len(self.found.network.layers)} layers; of its exact output E2 promises {short(self.promised)}"
        said = f"{self.verdict}, SHA-256 {self.certificate.sha256}" if self.certificate else self.uncertified
        rows = [
            ("largest entries", told), ("bound", f"{short(self.bound)} in the Euclidean norm, {of}"),
            ("network", network), ("constants", self.found.constants.route), ("certificate", said),
        ]  # fmt: skip
        return table("Recovery (E0, E2)", rows) + drawn(self.plot, len(self.x))

    @property
    def x(self) -> npt.NDArray[np.float64]:
        """The output, float64 of shape (N,): the doubles of which the bound speaks, exactly."""
        return np.array([float(v) for v in self.found.z])

    @property
    def sparsity(self) -> int:
        """The number s of nonzero entries that is allowed."""
        return self.found.constants.order

    @property
    def bound(self) -> Fraction:
        """Every s-sparse vector v with ||Av - y||_2 <= noise has ||x - v||_2 <= bound (E0)."""
        return self.found.bound

    @property
    def promised(self) -> Fraction:
        """What E2 promises of the network's exact output; the bound is of the doubles that were computed."""
        return self.found.network.bound

    @property
    def verdict(self) -> str:
        """What the kernel says of the certificate; "not certified" where there is none."""
        return self.certificate.check.verdict if self.certificate else "not certified"

    def written(self) -> dict[str, Any]:
        """Return the certificate as it is written; raises `BarriersError` with the reason if there is none."""
        return recovery_certificate(self.found)

    def plot(self) -> Picture:
        """Return the picture: the entries of x."""
        from nnbarriers.drawing.figures import entries

        return entries(self.x.tolist(), f"The {len(self.x)} entries of x; within {short(self.bound)} of every answer")


def recover(A: Any, y: Any, sparsity: int, *, noise: Any = 0, restarts: int = 10) -> Recovered:  # noqa: N803
    """Recover sparse vectors from y = Ax + e by a network with certified constants, and say how well (E0, E2, E3).

    Constants are certified for matrices of small coherence, for two orthonormal bases, and for small matrices by going
    through all supports; most random matrices are refused. `bound` is what a dual vector shows of the doubles that were
    computed, which is little where the guess of the dual vector is bad; `promised` is what E2 says beforehand.

    Parameters: `A`, a real matrix of m rows and N columns; `y`, m numbers; `sparsity` s; `noise` >= ||e||_2, a
    rational; `restarts`, the depth of the network. Numbers are the rationals that they are. Returns a `Recovered`: its
    bound holds for every s-sparse vector that the data admit, whatever the network did. Raises `BarriersError` if no
    null space property of order s can be certified for A, and for data that are none.

    See also: `check`; docs/results-E.md.

    >>> import nnbarriers as nb
    >>> from constructions.null_space import hadamard_matrix
    >>> A = hadamard_matrix(2)
    >>> found = nb.recover(A, [row[3] for row in A], 1)
    >>> found.x.round(3).tolist().index(1), found.bound < found.promised
    (3, True)
    """
    rows, data = matrix(A), vector(y, "y")
    order = whole(sparsity, "sparsity", 1, len(rows[0]))
    count = whole(restarts, "restarts", 1, MOST_RESTARTS)
    most = rational_argument(noise, "noise")
    if most < 0:
        raise BarriersError(f"noise must be >= 0, got {most}")
    if len(data) != len(rows):
        raise BarriersError(f"y must have {len(rows)} entries, one a row of A, got {len(data)}")
    constants = required(rows, order)
    network = firenet(constants, norm_bound(rows), start=norm_above(data), delta=2 * most, restarts=count)
    return Recovered(recovery(network, constants, rows, data, list(run(network, rows, data))))


def matrix(value: Any) -> tuple[tuple[Fraction, ...], ...]:
    """Return a real matrix as rationals; raises `BarriersError` for anything else."""
    rows = tuple(vector(row, "each row of A") for row in entries(value, "A takes a list of rows", MOST_ENTRIES))
    if not rows or not rows[0] or len({len(row) for row in rows}) != 1:
        raise BarriersError("A takes rows of one length, at least 1")
    return rows


def vector(value: Any, name: str) -> tuple[Fraction, ...]:
    """Return a vector as rationals; raises `BarriersError` for anything else."""
    given = entries(value, f"{name} takes a list of numbers", MOST_ENTRIES)
    return tuple(rational_argument(v, f"an entry of {name}") for v in given)
