"""Routines of libraries as algorithms of the model: read 60 bits of every number, round to doubles, call (J, K).

`barriers defeat constructions.gallery.routines:numpy_eigh --family gallery:eigenvector` names one.  They are defeated,
as every algorithm is, for want of information; nothing here is about doubles that are themselves the input.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Any

import numpy as np
import numpy.typing as npt

from theory.algorithms import Oracle, Tape
from theory.exact import BarriersError
from theory.problems import Problem

__all__ = ["ROUTINES", "Routine"]

Array = npt.NDArray[np.float64]
LEVEL = 60


@dataclass(frozen=True)
class Routine:
    """A routine of a library: what it is called there, the problem that it is for, and how it is called with doubles.

    >>> from constructions.adversary import defeat
    >>> from constructions.gallery.table import GALLERY
    >>> found = defeat(ROUTINES["python_round"], GALLERY["rounding"].family, GALLERY["rounding"].accuracy)
    >>> found.bound, [str(play.success) for play in found.plays]
    (Fraction(0, 1), ['1', '1', '0'])
    """

    called: str
    package: str
    problem: str
    call: Callable[[Array, int], Any]
    bits: int = 0
    """So many coins are the seed of its random numbers."""

    @property
    def missing(self) -> str:
        """What to install, if its library is not there."""
        module, _, distribution = self.package.partition(":")
        return "" if find_spec(module) else f"{self.called} needs {distribution}: pip install {distribution}"

    def __call__(self, problem: Problem, oracle: Oracle, tape: Tape) -> list[float]:
        """Return what the routine says of the numbers as read; raises `BarriersError` for another problem."""
        if problem.name != f"gallery:{self.problem}":
            raise BarriersError(f"{self.called} is for the family gallery:{self.problem}, not {problem.name!r:.40}")
        if self.missing:
            raise BarriersError(self.missing)
        seed = tape.integer(self.bits) if self.bits else 0
        doubles = np.array([float(oracle.read(k, LEVEL)) for k in range(len(problem.evaluations))])
        return [float(v) for v in np.atleast_1d(self.call(doubles, seed))]


def _symmetric(v: Array) -> Array:
    return np.array([[v[0], v[1]], [v[1], v[2]]])


def _scipy_eigh(v: Array, seed: int) -> Any:
    from scipy.linalg import eigh

    return eigh(_symmetric(v))[1][:, -1]


def _real_roots(v: Array, seed: int) -> Any:
    return np.isreal(np.roots([1.0, *v])).sum()


def _kmeans(v: Array, seed: int) -> Any:
    from sklearn.cluster import KMeans

    return KMeans(2, random_state=seed).fit(v.reshape(-1, 1)).labels_


def _linprog(v: Array, seed: int) -> Any:
    from scipy.optimize import linprog

    return linprog([1, 1], A_eq=v[:4].reshape(2, 2), b_eq=v[4:]).fun


NUMPY, SCIPY, SKLEARN = "numpy:numpy", "scipy:scipy", "sklearn:scikit-learn"
ROUTINES: dict[str, Routine] = {
    "numpy_eigh": Routine(
        "numpy.linalg.eigh", NUMPY, "eigenvector", lambda v, seed: np.linalg.eigh(_symmetric(v))[1][:, -1]
    ),
    "scipy_eigh": Routine("scipy.linalg.eigh", SCIPY, "eigenvector", _scipy_eigh),
    "numpy_matrix_rank": Routine(
        "numpy.linalg.matrix_rank", NUMPY, "rank", lambda v, seed: np.linalg.matrix_rank(v.reshape(2, 2))
    ),
    "numpy_roots": Routine("numpy.roots", NUMPY, "roots", _real_roots),
    "sklearn_kmeans": Routine("sklearn.cluster.KMeans", SKLEARN, "clustering", _kmeans, bits=2),
    "scipy_linprog": Routine("scipy.optimize.linprog", SCIPY, "lp-value", _linprog),
    "numpy_svd": Routine(
        "numpy.linalg.svd", NUMPY, "singular-vector", lambda v, seed: np.linalg.svd(v.reshape(3, 2))[2][0]
    ),
    "numpy_slogdet": Routine(
        "numpy.linalg.slogdet", NUMPY, "sign", lambda v, seed: np.linalg.slogdet(v.reshape(3, 3))[0]
    ),
    "numpy_det": Routine("numpy.linalg.det", NUMPY, "sign", lambda v, seed: np.sign(np.linalg.det(v.reshape(3, 3)))),
    "python_round": Routine("round", NUMPY, "rounding", lambda v, seed: round(float(v[0]))),
    "numpy_rint": Routine("numpy.rint", NUMPY, "rounding", lambda v, seed: np.rint(v)),
}
"""The routines by the names under which this module has them."""


def __getattr__(name: str) -> Routine:
    """Return a routine."""
    if name not in ROUTINES:
        raise AttributeError(name)
    return ROUTINES[name]
