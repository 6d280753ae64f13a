"""Linear maps for networks of results E: dense and sparse matrices, scipy's LinearOperator, and transforms of images.

A float matrix is the rational matrix that it is; what rounding does inside a product is no part of any claim.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np

from theory.exact import BarriersError, brief, natural, rational

__all__ = [
    "Array",
    "Operator",
    "as_operator",
    "haar",
    "image_sampling",
    "inverse_haar",
    "number_type",
    "require_norm",
    "unweighted",
    "walsh",
]

Array = np.ndarray[Any, Any]
POWER_STEPS = 4
"""Steps of the power iteration that looks for a vector which A stretches by more than it should."""


@dataclass(frozen=True)
class Operator:
    """A linear map by `apply`, v -> A v, and `adjoint`, u -> A* u, with its shape (m, N)."""

    shape: tuple[int, int]
    apply: Callable[[Array], Array]
    adjoint: Callable[[Array], Array]


def as_operator(matrix: Any, dtype: Any) -> Operator:
    """Return a dense or sparse matrix, rows of rationals, a LinearOperator or an Operator as an `Operator`.

    `dtype` is float64, float32, complex128, complex64, or object for exact rationals; what it returns is of that type.
    Raises `BarriersError` for NaN, infinities, complex entries with a real dtype, and anything else that is no matrix.

    >>> as_operator([[1, 2], [3, 4]], np.float64).adjoint(np.array([1, 0]))
    array([1., 2.])
    """
    dtype = number_type(dtype)
    if isinstance(matrix, Operator):
        return _typed(matrix, dtype)
    if hasattr(matrix, "rmatvec"):
        real_only(matrix.dtype, dtype, "A")
        if dtype.char == "O":
            raise BarriersError("a LinearOperator computes in floats: an exact run needs the rows, or an Operator")
        return _typed(Operator(tuple(matrix.shape), matrix.matvec, matrix.rmatvec), dtype)
    if hasattr(matrix, "tocsr") and dtype.char == "O":
        matrix = matrix.toarray()
    if hasattr(matrix, "tocsr"):
        rows = matrix.tocsr()
        finite(rows.data, dtype, "A")
        rows = rows.astype(dtype)
        across = rows.conj().T.tocsr()
        return Operator(tuple(rows.shape), rows.dot, across.dot)
    dense = finite(matrix, dtype, "A")
    if dense.ndim != 2 or 0 in dense.shape:
        raise BarriersError(f"A must be a matrix with at least one row and one column, got the shape {dense.shape}")
    return _dense(dense)


def number_type(dtype: Any) -> np.dtype[Any]:
    """Return the type of numbers; raises `BarriersError` unless it is one of the five of `as_operator`."""
    try:
        found: np.dtype[Any] = np.dtype(dtype)
    except TypeError:
        found = np.dtype(bool)
    if found.char not in "dfDFO":
        raise BarriersError(f"the dtype is float64, float32, complex128, complex64 or object, got {dtype!r:.60}")
    return found


def _typed(operator: Operator, dtype: np.dtype[Any]) -> Operator:
    """The same map, its results checked and brought to one type."""

    def checked(function: Callable[[Array], Array], size: int) -> Callable[[Array], Array]:
        def image(v: Array) -> Array:
            try:
                found = np.asarray(function(v))
            except NotImplementedError as error:
                raise BarriersError(f"A needs its adjoint, too: {error}") from None
            if found.shape != (size,):
                raise BarriersError(f"A or A* returned an array of shape {found.shape} in place of ({size},)")
            if found.dtype != dtype:
                real_only(found.dtype, dtype, "A")
                if dtype.char == "O":
                    raise BarriersError(f"A returned floats ({found.dtype}) in an exact run")
                found = found.astype(dtype)
            return found

        return image

    m, n = operator.shape
    return Operator((m, n), checked(operator.apply, m), checked(operator.adjoint, n))


def unweighted(matrix: Any, weights: Any, dtype: Any) -> Operator:
    """Return A W^-1, W = diag(w), for a map of any form, whose network finds W z (`constructions.null_space.weighted`).

    Raises `BarriersError` unless there is one w_j > 0 a column.

    >>> unweighted([[1, 2]], [1, 4], np.float64).apply(np.array([1.0, 2.0]))
    array([2.])
    """
    operator, kind = as_operator(matrix, dtype), number_type(dtype)
    w = finite(weights, kind, "the weights")
    if w.shape != operator.shape[1:] or (w.dtype.kind == "c" and w.imag.any()) or not (w.real > 0).all():
        raise BarriersError(f"weights must be positive, one for each of the {operator.shape[1]} columns")
    return Operator(operator.shape, lambda v: operator.apply(v / w), lambda u: operator.adjoint(u) / w)


def require_norm(operator: Operator, dtype: Any, norm: Fraction) -> None:
    """Raise `BarriersError` if a few steps of the power iteration find a vector that A stretches by more than `norm`.

    For rationals that is exact, for floats beyond a factor 1 + 2^-10.  None found means nothing: it is no certificate.
    """
    kind, rng = number_type(dtype), np.random.default_rng(0)
    u = rng.integers(1, 10, operator.shape[0]) * rng.choice([-1, 1], operator.shape[0])
    u = np.array([Fraction(int(v)) for v in u], dtype=object) if kind.char == "O" else u.astype(kind)
    for _ in range(POWER_STEPS):
        v = operator.adjoint(u)
        if not v.any():
            return
        v = v / np.abs(v).max()
        u = operator.apply(v)
        if kind.char == "O":
            large = u @ u > norm**2 * (v @ v)
        else:
            size = np.abs(u).max() or 1
            ratio = size * np.linalg.norm(u / size) / np.linalg.norm(v)
            if not np.isfinite(ratio):
                raise BarriersError("A maps a finite vector to NaN or infinity")
            large = rational(ratio) > norm * (1 + Fraction(1, 2**10))
        if large:
            raise BarriersError(f"||A|| <= {brief(norm)} is required, and A stretches a vector by more")
        u = u / (np.abs(u).max() or 1)


def real_only(given: Any, dtype: Any, name: str) -> None:
    """Raise `BarriersError` for complex data where the dtype is real."""
    if np.dtype(given).kind == "c" and np.dtype(dtype).kind in "fO":
        raise BarriersError(f"{name} is complex: run with dtype complex128, not {np.dtype(dtype)}")


def finite(values: Any, dtype: Any, name: str) -> Array:
    """Return an array of the dtype; raises `BarriersError` for NaN, infinities, and complex data to a real dtype."""
    kind = number_type(dtype).kind
    if isinstance(values, np.ma.MaskedArray):
        raise BarriersError(f"{name} is a masked array: fill in what is missing")
    given = np.asarray(values) if isinstance(values, np.ndarray) else np.array(values, dtype=object)
    if given.dtype == object and any(isinstance(v, complex | np.complexfloating) for v in given.flat):
        real_only(complex, dtype, name)
    real_only(given.dtype, dtype, name)
    if given.dtype.kind == "b":
        raise BarriersError(f"{name} is an array of truth values, not of numbers")
    if kind == "O" or (given.dtype == object and any(isinstance(v, str) for v in given.flat)):
        exact: Array = np.empty(given.size, dtype=object)
        exact[:] = [rational(v) for v in given.flat]
        given = exact.reshape(given.shape)
    try:
        with np.errstate(over="ignore"):
            found: Array = given.astype(dtype, copy=False)
    except (TypeError, ValueError, OverflowError) as error:
        raise BarriersError(f"{name} is no array of numbers of type {np.dtype(dtype)}: {error}") from None
    if kind != "O" and not np.isfinite(found).all():
        raise BarriersError(f"{name} has an entry that is NaN or infinite as {np.dtype(dtype)}")
    return found


def _dense(matrix: Array) -> Operator:
    """A dense matrix as an operator."""
    if matrix.dtype == object:
        across = matrix.T
        return Operator(matrix.shape, lambda v: matrix @ v, lambda u: across @ u)
    across = matrix.conj().T if matrix.dtype.kind == "c" else matrix.T
    columns = _Columns(matrix)
    return Operator(matrix.shape, columns.apply, lambda u: across @ u)


class _Columns:
    """Products with a dense matrix; while a vector stays within few columns, only these are multiplied."""

    def __init__(self, matrix: Array) -> None:
        self.matrix = matrix
        self.inside = np.zeros(matrix.shape[1], dtype=bool)
        self.chosen, self.part = np.flatnonzero(self.inside), matrix[:, :0]

    def apply(self, v: Array) -> Array:
        """Return A v."""
        support = np.flatnonzero(v)
        few = 8 * len(support) <= len(v)
        if few and not self.inside[support].all():
            self.inside = v != 0
            self.chosen, self.part = support, self.matrix[:, support]
        image: Array = self.part @ v[self.chosen] if few else self.matrix @ v
        return image


def walsh(values: Array) -> Array:
    """Return the orthonormal Walsh-Hadamard transform along all axes; the number of entries must be 4^k in all.

    It is its own inverse.

    >>> walsh(np.array([[1, 0], [0, 0]]))
    array([[0.5, 0.5],
           [0.5, 0.5]])
    """
    size = values.size
    root = 1 << (size.bit_length() // 2)
    if root * root != size or any(side & (side - 1) for side in values.shape):
        raise BarriersError(f"the Walsh transform needs 4^k entries in all, got the shape {values.shape}")
    result, spare, other = values, *(np.empty(values.shape, values.dtype) for _ in range(2))
    for axis, side in enumerate(values.shape):
        half = side // 2
        before: tuple[Any, ...] = (slice(None),) * (axis + 1)
        while half:
            split = (*values.shape[:axis], -1, 2, half, *values.shape[axis + 1 :])
            pairs, sums = result.reshape(split), spare.reshape(split)
            np.add(pairs[*before, 0], pairs[*before, 1], out=sums[*before, 0])
            np.subtract(pairs[*before, 0], pairs[*before, 1], out=sums[*before, 1])
            result, spare, other = spare, other, spare
            half //= 2
    return result / result.dtype.type(root) if result.dtype.kind in "fc" else result / root


def _square(image: Array) -> Array:
    if image.ndim != 2 or image.shape[0] != image.shape[1] or not image.size or image.shape[0] & (image.shape[0] - 1):
        raise BarriersError(f"the Haar transform needs a square image of side 2^k, got the shape {image.shape}")
    return image


def haar(image: Array) -> Array:
    """Return the orthonormal Haar coefficients of a square image of side 2^k, all in rationals."""
    result, side = _square(image).copy(), image.shape[0]
    while side > 1:
        half, part = side // 2, result[:side, :side]
        a, b, c, d = part[::2, ::2], part[::2, 1::2], part[1::2, ::2], part[1::2, 1::2]
        blocks = [[a + b + c + d, a - b + c - d], [a + b - c - d, a - b - c + d]]
        result[:side, :side] = np.block(blocks) / 2
        side = half
    return result


def inverse_haar(coefficients: Array) -> Array:
    """Return the image with these Haar coefficients.

    >>> image = np.arange(16).reshape(4, 4) / 2
    >>> bool((inverse_haar(haar(image)) == image).all())
    True
    """
    result, half = _square(coefficients).copy(), 1
    while 2 * half <= result.shape[0]:
        a, b = result[:half, :half].copy(), result[:half, half : 2 * half].copy()
        c, d = result[half : 2 * half, :half].copy(), result[half : 2 * half, half : 2 * half].copy()
        part = result[: 2 * half, : 2 * half]
        part[::2, ::2], part[::2, 1::2] = (a + b + c + d) / 2, (a - b + c - d) / 2
        part[1::2, ::2], part[1::2, 1::2] = (a + b - c - d) / 2, (a - b - c + d) / 2
        half *= 2
    return result


def image_sampling(side: int, kept: Sequence[int] | Array, transform: str = "walsh") -> Operator:
    """Return P T W*, W* from Haar coefficients to images, T the Walsh or (unitary) Fourier transform, P a choice.

    `kept` are different positions in the transform, row by row, so that the norm is at most 1.  Raises `BarriersError`
    for other positions, and unless the side is a power of two and the transform one of the two.
    """
    if natural(side, "the side", 0) < 2 or side & (side - 1) or transform not in ("walsh", "fourier"):
        raise BarriersError(f"an image needs a side 2^k and the transform walsh or fourier, got {side}, {transform!r}")
    places = np.asarray(kept)
    good = places.ndim == 1 and places.dtype.kind in "iu" and 0 < len(places) == len(np.unique(places))
    if not good or places.min() < 0 or places.max() >= side * side:
        raise BarriersError(f"the positions kept must be different integers from 0 to {side * side - 1}, at least one")

    def apply(v: Array) -> Array:
        image = inverse_haar(v.reshape(side, side))
        values = walsh(image) if transform == "walsh" else np.fft.fft2(image, norm="ortho")
        sample: Array = values.reshape(-1)[places]
        return sample

    def adjoint(u: Array) -> Array:
        values = np.zeros(side * side, dtype=u.dtype)
        values[places] = u
        grid = values.reshape(side, side)
        return haar(walsh(grid) if transform == "walsh" else np.fft.ifft2(grid, norm="ortho")).reshape(-1)

    return Operator((len(places), side * side), apply, adjoint)
