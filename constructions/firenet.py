"""Results E1, E2: FIRENETs, unrolled networks whose restarts make the error exponentially small in the depth ([CAH]).

F(z) = lambda ||z||_1 + ||A z - y||_2. A network is a list of n p layers: n restarts of p primal-dual iterations with
tau_1 tau_2 ||A||^2 <= 1, each started at the mean of the last ones. All parameters are rationals; the layers run over
arrays of any number type, exact rationals (dtype object) among them. What floats round is no part of E2's bound: see
`constructions.enclosures` for a run that is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np

from constructions.null_space import NullSpace, required
from constructions.operators import Array, Operator, as_operator, finite, number_type, require_norm
from constructions.rational_matrices import norm_bound, rational_matrix, rational_vector, root_above
from theory.exact import BarriersError, Undecided, brief, natural, rational, sqrt_enclosure

__all__ = [
    "Firenet",
    "Iteration",
    "State",
    "block",
    "firenet",
    "firenet_for",
    "norm_above",
    "outputs",
    "require_delta",
    "run",
    "spread",
]

UPSILON = Fraction(3, 8)
"""The layers needed for a given accuracy are proportional to 1/(upsilon ln(1/upsilon)), least at 1/e."""
SLACK = Fraction(15, 16)
"""tau ||A|| by default; below 1, so that errors of z are bounded by those in the metric of the iteration."""
MAX_RESTARTS, MAX_LAYERS = 10_000, 10**6
BITS = 10
"""Of tau where a certificate asks for less than SLACK; and 12 significant ones in any case."""


class State(NamedTuple):
    """What one layer hands to the next: z, the dual vector u, and the sum of z^1, …, z^j."""

    z: Array
    u: Array
    total: Array


@dataclass(frozen=True)
class Iteration:
    """Iteration `step` of a restart: z' = prox(z - tau_1 A* u), u' = the projection of u + tau_2 (A(2z' - z) - y).

    The first one of a restart sets u and the sum to 0, the last one (step p) hands on the mean of z^1, …, z^p.
    """

    restart: int
    step: int
    p: int
    tau1: Fraction
    tau2: Fraction
    lam: Fraction

    def __call__(self, state: State, operator: Operator, y: Array) -> State:
        """Return the next state."""
        tau1, tau2, threshold, count = _scalars((self.tau1, self.tau2, self.tau1 * self.lam, Fraction(self.p)), y)
        z, u, total = state if self.step > 1 else State(state.z, np.zeros_like(y), np.zeros_like(state.z))
        moved = soft_threshold(z - tau1 * operator.adjoint(u), threshold)
        u = project(u + tau2 * (operator.apply(2 * moved - z) - y))
        total = total + moved
        return State(total / count if self.step == self.p else moved, u, total)


def _scalars(values: Sequence[Fraction], like: Array) -> list[Any]:
    """The rationals in the real number type of an array."""
    if like.dtype == object:
        return list(values)
    real = like.real.dtype.type
    return [real(np.float64(v)) for v in values]


def soft_threshold(z: Array, threshold: Any) -> Array:
    """Return the proximal map of threshold * ||.||_1, for real, complex and rational entries (E1).

    >>> soft_threshold(np.array([3.0, -1.0]), 2.0)
    array([1., 0.])
    """
    if z.dtype.kind == "c":
        result: Array = z * (1 - threshold / np.maximum(np.abs(z), threshold))
    else:
        result = z - np.maximum(np.minimum(z, threshold), -threshold)
    return result


def project(u: Array) -> Array:
    """Return the projection onto the l2 unit ball (E1); raises `Undecided` for rationals of irrational length."""
    if u.dtype == object:
        square = sum((v * v for v in u), Fraction(0))
        if square <= 1:
            return u
        low, high = sqrt_enclosure(square * square.denominator**2, 0)
        if low != high:
            raise Undecided(f"the length sqrt({brief(square)}) is no rational: run in floats, or enclosed")
        scaled: Array = u / (low / square.denominator)
        return scaled
    length = np.sqrt(np.vdot(u, u).real)
    if not np.isfinite(length):  # the square of a long u leaves the number type long before u does
        largest = np.abs(u).max()
        if not np.isfinite(largest):
            raise BarriersError(f"the run left the range of {u.dtype}: NaN in A, or too many restarts for it")
        return project(u / largest)
    result: Array = u / length if length > 1 else u
    return result


def block(p: int, lam: Fraction, tau1: Fraction, tau2: Fraction, restart: int = 1) -> tuple[Iteration, ...]:
    """Return the p layers of one restart (E1); raises `BarriersError` unless p >= 1 and lambda, tau_1, tau_2 > 0."""
    if natural(p, "p", 1, MAX_LAYERS) and min(lam, tau1, tau2) <= 0:
        raise BarriersError(f"lambda, tau_1, tau_2 > 0 are required, got {lam}, {tau1}, {tau2}")
    return tuple(Iteration(restart, j, p, tau1, tau2, lam) for j in range(1, p + 1))


@dataclass(frozen=True)
class Firenet:
    """The network of E2 for data with ||y||_2 <= start: its parameters, its layers and its bound.

    `sharpness` is C^ of E0, `norm` a bound on ||A||.  Raises `BarriersError` unless tau^2 norm^2 <= 1, 0 < upsilon < 1,
    p >= 2 C^/(tau upsilon), delta >= 0, start + delta > 0 and n >= 1, and for more than a million layers.

    >>> one = Fraction(1)
    >>> network = Firenet(one, one, one, one, one / 2, 4, 3, one, 0 * one)
    >>> len(network.layers), network.bound
    (12, Fraction(1, 8))
    """

    lam: Fraction
    sharpness: Fraction
    norm: Fraction
    tau: Fraction
    upsilon: Fraction
    p: int
    restarts: int
    start: Fraction
    delta: Fraction

    def __post_init__(self) -> None:
        if min(self.lam, self.sharpness, self.norm, self.tau) <= 0:
            raise BarriersError("lambda, C^, ||A|| and tau must be positive")
        if (product := (self.tau * self.norm) ** 2) > 1:
            raise BarriersError(f"tau_1 tau_2 ||A||^2 <= 1 is required, here it is {brief(product)}")
        if not 0 < self.upsilon < 1:
            raise BarriersError(f"0 < upsilon < 1 is required, got {self.upsilon}")
        n = natural(self.restarts, "the number n of restarts", 1, MAX_RESTARTS)
        object.__setattr__(self, "restarts", n)
        object.__setattr__(self, "p", natural(self.p, f"p, with {MAX_LAYERS} layers in all,", 1, MAX_LAYERS // n))
        if self.p * self.tau * self.upsilon < 2 * self.sharpness:
            least = -(-2 * self.sharpness / (self.tau * self.upsilon) // 1)
            raise BarriersError(f"p >= 2 C^/(tau upsilon) is required, that is {least}, got {self.p}")
        if self.delta < 0 or self.start < 0 or self.start + self.delta == 0:
            raise BarriersError(
                "delta >= 0 and ||y|| + delta > 0 are required: for y = 0 and delta = 0 the answer is 0"
            )

    def gap(self, k: int) -> Fraction:
        """Return eps_k = upsilon (eps_(k-1) + delta), eps_0 = start: a bound on F(z_k) - F(x)."""
        power = self.upsilon**k
        return power * self.start + self.delta * self.upsilon * (1 - power) / (1 - self.upsilon)

    def theta(self, k: int) -> Fraction:
        """Return theta_k = 1/(C^ (eps_(k-1) + delta)), k >= 1."""
        return 1 / (self.sharpness * (self.gap(k - 1) + self.delta))

    def error(self, k: int) -> Fraction:
        """Return C^ (eps_k + delta), which bounds ||z_k - x||_2 (E2)."""
        return self.sharpness * (self.gap(k) + self.delta)

    @property
    def bound(self) -> Fraction:
        """E2's bound on the error of the output."""
        return self.error(self.restarts)

    @cached_property
    def layers(self) -> tuple[Iteration, ...]:
        """All n p layers. Running on theta y and dividing by theta is running on y with tau/theta and tau theta."""
        found: list[Iteration] = []
        for k in range(1, self.restarts + 1):
            theta = self.theta(k)
            found += block(self.p, self.lam, self.tau / theta, self.tau * theta, k)
        return tuple(found)


def firenet(
    constants: NullSpace, norm: Any, *, start: Any, delta: Any = 0, restarts: int = 10, upsilon: Any = UPSILON,
    lam: Any = None, tau: Any = None, p: int | None = None,
) -> Firenet:  # fmt: skip
    """Return the network of certified constants (E2): lambda, tau, p, C^ and all theta_k are chosen if not given.

    `norm` bounds ||A||, `start` ||y||_2, `delta` G(x, y), for instance 2 ||e||_2 for y = Ax + e and s-sparse x.
    Raises `BarriersError` for parameters that E2 does not admit.

    >>> from constructions.null_space import hadamard_constants
    >>> network = firenet(hadamard_constants(2, 1), Fraction(3, 2), start=1, restarts=10)
    >>> network.p, len(network.layers)
    (48, 480)
    """
    chosen = constants.largest_lambda() if lam is None else rational(lam)
    sharpness, norm, upsilon = constants.sharpness(chosen), rational(norm), rational(upsilon)
    if norm <= 0 or upsilon <= 0:
        raise BarriersError(f"||A|| > 0 and upsilon > 0 are required, got {brief(norm)} and {brief(upsilon)}")
    step = (SLACK / norm).limit_denominator(1024) if tau is None else rational(tau)
    step = step if tau is not None or 0 < step * norm < 1 else SLACK / norm
    if step <= 0:
        raise BarriersError(f"tau > 0 is required, got {brief(step)}")
    least = int(-(-2 * sharpness / (step * upsilon) // 1))
    return Firenet(
        chosen, sharpness, norm, step, upsilon, least if p is None else p, restarts, rational(start), rational(delta)
    )


def firenet_for(
    matrix: Sequence[Sequence[Any]], y: Sequence[Any], order: int, *, noise: Any = 0, **options: Any
) -> Firenet:
    """Return the network for s-sparse vectors measured by a small dense matrix with noise of norm <= `noise` (E2).

    Constants are certified from the matrix alone.  Raises `BarriersError` if they cannot be, for data that are none,
    and for negative noise.

    >>> firenet_for([[1, 0], [0, 1]], [3, 4], 1).start
    Fraction(5, 1)
    """
    exact, above = rational_matrix(matrix), norm_above(y)
    if len(y) != len(exact):
        raise BarriersError(f"y must have {len(exact)} entries, got {len(y)}")
    if (error := rational(noise)) < 0:
        raise BarriersError(f"the noise must be >= 0, got {brief(error)}")
    constants, norm = required(exact, order), norm_bound(exact)
    return firenet(constants, norm, start=above, delta=2 * error, **options)


def norm_above(y: Any) -> Fraction:
    """Return a rational >= ||y||_2: within 2^-40 and a factor 1 + 2^-12, for arrays of floats a factor 1 + 2^-19.

    >>> norm_above([3, 4])
    Fraction(5, 1)
    """
    if not (isinstance(y, np.ndarray) and y.dtype.char in "efdFD"):
        return root_above(sum((v * v for v in rational_vector(y, None, "y")), Fraction(0)), 40)
    if y.ndim != 1 or len(y) > 2**29:
        raise BarriersError(f"y must be a vector of at most 2^29 entries, got the shape {y.shape}")
    data = finite(y, np.complex128 if y.dtype.kind == "c" else np.float64, "y")
    parts = np.ascontiguousarray(data).view(np.float64)
    power = int(np.frexp(np.abs(parts).max(initial=0))[1])
    scaled = np.ldexp(parts, -power)  # exact, or below 2^-1000 of the largest: squares neither overflow nor vanish
    above = rational(np.sqrt(scaled @ scaled)) * (1 + Fraction(1, 2**20))  # up to 2^30 squares: off by less than 2^-22
    return above * Fraction(2) ** power


def outputs(
    network: Firenet, matrix: Any, y: Any, *, dtype: Any = np.float64, restarted: bool = True
) -> Iterator[Array]:
    """Yield z_1, …, z_n, the results of the restarts, in the given number type (E2).

    `restarted` False: the mean of all iterations so far of one long block with the first step sizes, for comparison.
    Raises `BarriersError` for NaN, wrong lengths, complex data unless the dtype is complex, ||y||_2 > start, a vector
    that A is seen to stretch by more than the network's norm, and step sizes that the dtype does not have. A float run
    forgives ||y|| 2^-18 and the norm 2^-10 for rounding: nothing is claimed of its numbers. That C^ belongs to A is
    the caller's word; `constructions.enclosures.enclose` decides all of it.
    """
    operator, data = as_operator(matrix, dtype), finite(y, dtype, "y")
    if data.shape != (operator.shape[0],):
        raise BarriersError(f"y must be a vector of {operator.shape[0]} entries, got the shape {data.shape}")
    _require_data(network, data)
    require_norm(operator, dtype, network.norm)
    zero = np.full(operator.shape[1], Fraction(0)) if data.dtype == object else np.zeros(operator.shape[1], data.dtype)
    state = State(zero, data, zero)
    if not restarted:
        first = network.layers[0]
        for layer in block(network.p * network.restarts, network.lam, first.tau1, first.tau2):
            state = layer(state, operator, data)
            if layer.step % network.p == 0:
                yield state.total / layer.step
        return
    for layer in network.layers:
        state = layer(state, operator, data)
        if layer.step == layer.p:
            if data.dtype != object and not np.isfinite(state.z).all():
                raise BarriersError(f"the run left the range of {data.dtype}: NaN in A, or too many restarts for it")
            yield state.z


def _require_data(network: Firenet, y: Array) -> None:
    """Raise `BarriersError` unless ||y|| <= start and the step sizes of all restarts are numbers of the type of y."""
    if y.dtype == object:
        large = sum((v * v for v in y), Fraction(0)) > network.start**2
    else:
        large = norm_above(y) > network.start * (1 + Fraction(1, 2**18))
        limits = np.finfo(number_type(y.dtype))
        for k in (1, network.restarts):  # theta_k is monotone in k
            down, up = network.tau / network.theta(k), network.tau * network.theta(k)
            least, most = min(down, up, down * network.lam), max(down, up)
            if not rational(limits.tiny) <= least <= most <= rational(limits.max):
                raise BarriersError(f"restart {k} has step sizes beyond {y.dtype}: fewer restarts, or a rigorous run")
    if large:
        raise BarriersError(f"||y||_2 <= start is required, the network was built for {brief(network.start)}")


def run(network: Firenet, matrix: Any, y: Any, *, dtype: Any = np.float64) -> Array:
    """Return z_n, the output of the network (E2); see `outputs`.

    >>> network = firenet_for([[1, 0], [0, 1]], [3, 4], 1)
    >>> run(network, [[1, 0], [0, 1]], [3, 4]).shape
    (2,)
    """
    *_, last = outputs(network, matrix, y, dtype=dtype)
    return last


def _misfit(
    matrix: Sequence[Sequence[Any]], x: Sequence[Any], y: Sequence[Any], order: int
) -> tuple[Fraction, Fraction]:
    """sigma_s(x)_1, the sum of all but the s largest |x_j|, and ||A x - y||_2^2."""
    rows, order = rational_matrix(matrix), natural(order, "the order s")
    vector, data = rational_vector(x, len(rows[0]), "x"), rational_vector(y, len(rows), "y")
    off = [sum((a * v for a, v in zip(row, vector, strict=True)), -b) for row, b in zip(rows, data, strict=True)]
    return sum(sorted(map(abs, vector), reverse=True)[order:], Fraction(0)), sum((v * v for v in off), Fraction(0))


def spread(matrix: Sequence[Sequence[Any]], x: Sequence[Any], y: Sequence[Any], lam: Any, order: int) -> Fraction:
    """Return a rational >= G(x, y) = 2 lambda sigma_s(x)_1 + 2 ||A x - y||_2, within 2^-40: the least delta (E2).

    >>> spread([[1, 1]], [1, 0], [1], Fraction(1, 2), 1)
    Fraction(0, 1)
    """
    tail, square = _misfit(matrix, x, y, order)
    return 2 * rational(lam) * tail + 2 * sqrt_enclosure(square, 41)[1]


def require_delta(
    network: Firenet, matrix: Sequence[Sequence[Any]], x: Sequence[Any], y: Sequence[Any], order: int
) -> None:
    """Raise `BarriersError` unless delta >= G(x, y), decided by squares: E2's hypothesis on data whose x is known."""
    tail, square = _misfit(matrix, x, y, order)
    room = network.delta - 2 * network.lam * tail
    if room < 0 or room**2 < 4 * square:
        least = brief(spread(matrix, x, y, network.lam, order).limit_denominator(10**6))
        raise BarriersError(f"delta >= G(x, y) is required for this x, about {least}, got {brief(network.delta)}")
