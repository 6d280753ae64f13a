"""FIRENETs beside a plain NumPy transcription of E1 and E2, a linear program, and their own rigorous run.

`make bench` writes them to bench/results.json with all others; `python bench/firenet.py` prints these alone.  A ratio
is ours over theirs, the medians of calls in turn; smaller is better.
"""

from __future__ import annotations

import json
import statistics
import time
import tracemalloc
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import numpy as np

from constructions.enclosures import enclose
from constructions.firenet import Firenet, firenet, norm_above, run
from constructions.null_space import hadamard_constants, hadamard_matrix
from constructions.rational_matrices import norm_bound
from nnbarriers.demonstrations.firenets import recovered_image
from theory.exact import rational

Array = np.ndarray[Any, Any]


def seconds(work: Callable[[], object]) -> float:
    """Return the time of one call."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def ratio(ours: Callable[[], object], theirs: Callable[[], object], times: int = 7) -> float:
    """Return the ratio of the medians of calls in turn."""
    ours(), theirs()
    our, their = zip(*((seconds(ours), seconds(theirs)) for _ in range(times)), strict=True)
    return statistics.median(our) / statistics.median(their)


def megabytes(work: Callable[[], object]) -> float:
    """Return the peak of allocated memory of one call."""
    tracemalloc.start()
    work()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak / 1e6


def transcription(network: Firenet, a: Array, y: Array) -> Array:
    """E1 and E2 as they are written, in NumPy."""
    z, tau, lam = np.zeros(a.shape[1]), float(network.tau), float(network.lam)
    for k in range(1, network.restarts + 1):
        theta = float(network.theta(k))
        w, u, total = theta * z, np.zeros(len(y)), np.zeros_like(z)
        for _ in range(network.p):
            moved = w - tau * (a.T @ u)
            moved = np.sign(moved) * np.maximum(np.abs(moved) - tau * lam, 0)
            u = u + tau * (a @ (2 * moved - w) - theta * y)
            u = u / max(1, np.linalg.norm(u))
            w, total = moved, total + moved
        z = total / network.p / theta
    return z


def gaussian(p: int, restarts: int) -> tuple[Firenet, Array, Array]:
    """A 500 x 2000 Gaussian matrix, a 20-sparse x, y = Ax; C^ is what p allows, an assumption."""
    rng = np.random.default_rng(0)
    a, x = rng.normal(size=(500, 2000)) / np.sqrt(500), np.zeros(2000)
    x[rng.choice(2000, 20, replace=False)] = rng.normal(size=20)
    y, norm = a @ x, rational(np.linalg.norm(a, 2)) * Fraction(1001, 1000)
    tau, upsilon = Fraction(999, 1000) / norm, Fraction(3, 8)
    sharpness = p * tau * upsilon / 2
    return Firenet(Fraction(1, 10), sharpness, norm, tau, upsilon, p, restarts, norm_above(y), Fraction(0)), a, y


def objective(network: Firenet, a: Array, y: Array, z: Array) -> float:
    """F(z) in floats."""
    return float(network.lam) * float(np.abs(z).sum()) + float(np.linalg.norm(a @ z - y))


def optimum(lam: float, a: Array, y: Array) -> float:
    """The minimum of F, from the support that HiGHS finds: lambda ||z||_1 for Az = y there, and <u, y> for a dual u.

    Raises `AssertionError` unless u is feasible and both agree: then it was no minimiser of F.
    """
    from scipy.optimize import linprog

    n = a.shape[1]
    program = linprog(np.ones(2 * n), A_eq=np.hstack([a, -a]), b_eq=y, bounds=(0, None), method="highs")
    best = program.x[:n] - program.x[n:]
    support = np.abs(best) > 1e-6
    inverse = np.linalg.pinv(a[:, support])
    polished, u = inverse @ y, lam * inverse.T @ np.sign(best[support])
    assert np.linalg.norm(a[:, support] @ polished - y) < 1e-9
    assert np.linalg.norm(u) <= 1 and np.abs(u @ a).max() <= lam * (1 + 1e-9), "no minimiser of F"
    value = float(u @ y)
    assert abs(lam * np.abs(polished).sum() - value) < 1e-10
    return value


def dense(found: dict[str, float]) -> None:
    """A Gaussian matrix: time over NumPy's, and the objective over the minimum."""
    network, a, y = gaussian(20, 10)
    network.layers  # noqa: B018 - built once, as the transcription's matrix is
    found["firenet/500x2000_p20_n10/over_numpy"] = ratio(
        lambda: run(network, a, y), lambda: transcription(network, a, y)
    )
    difference = float(np.abs(run(network, a, y) - transcription(network, a, y)).max())
    assert difference < 1e-9, difference
    network, a, y = gaussian(50, 30)
    gap = objective(network, a, y, run(network, a, y)) - optimum(float(network.lam), a, y)
    found["firenet/500x2000_p50_n30/objective_gap"] = gap


def rigorous(found: dict[str, float]) -> None:
    """The run with a proved radius over the same run in doubles, m = 64."""
    matrix = hadamard_matrix(3)
    floats, x = np.array(matrix, dtype=float), np.zeros(128)
    x[[5, 70, 100]] = 1.0, -0.5, 2.0
    y = floats @ x
    network = firenet(hadamard_constants(3, 3), norm_bound(matrix), start=norm_above(y), restarts=10)
    network.layers  # noqa: B018
    found["firenet/m64_rigorous/over_float64"] = ratio(
        lambda: enclose(network, matrix, [rational(v) for v in y]), lambda: run(network, floats, y), 3
    )


def images(found: dict[str, float]) -> None:
    """100 inner steps at 256 x 256, and the memory of 1024 x 1024, which is that of any number of steps."""
    for transform in ("walsh", "fourier"):
        for name, value in recovered_image(256, transform)[2].items():
            found[f"firenet/image/{name}"] = value
    found["firenet/image/walsh, 1024 x 1024, 25%: megabytes"] = megabytes(lambda: recovered_image(1024, "walsh", n=1))


def numbers() -> dict[str, float]:
    """Return figure -> number."""
    found: dict[str, float] = {}
    for work in (dense, rigorous, images):
        work(found)
    return {name: float(f"{value:.4g}") for name, value in found.items()}


def main() -> None:
    """Print the numbers."""
    print(json.dumps(numbers(), indent=1, sort_keys=True))


if __name__ == "__main__":
    main()
