"""Matrices and vectors in memory: arrays, lists, sparse matrices and data frames, as arrays.  Claims no result."""

from __future__ import annotations

from typing import Any

import numpy as np

from theory.exact import BarriersError

__all__ = ["ONE_TARGET", "matrix_of", "names_of", "vector_of"]

ONE_TARGET = "fit Lasso or ElasticNet to one target at a time: fit(X, y[:, k])"


def matrix_of(x: Any, name: str = "X") -> Any:
    """Return a matrix as an array (m, n); raises `BarriersError` for what is none.

    >>> matrix_of([[1, 0.5]]).shape
    (1, 2)
    """
    for method in ("toarray", "to_numpy"):
        x = getattr(x, method)() if hasattr(x, method) else x
    _unmasked(x, name)
    try:
        found = np.asarray(x)
    except ValueError:
        raise BarriersError(f"{name} has rows of different lengths") from None
    if found.ndim != 2 or found.dtype.kind not in "fiubOU":
        raise BarriersError(f"{name} is an array of numbers (m, n), got {found.dtype} of shape {found.shape}")
    if found.dtype.kind == "O":  # a data frame of several types, truth values perhaps among them
        return np.array([[int(v) if isinstance(v, bool | np.bool_) else v for v in row] for row in found], dtype=object)
    return found.astype(np.int8) if found.dtype.kind == "b" else found


def vector_of(y: Any, name: str = "y") -> Any:
    """Return y as an array (m,); raises `BarriersError` for what is none, and for several targets.

    >>> vector_of([[1], [2]]).shape
    (2,)
    """
    y = y.to_numpy() if hasattr(y, "to_numpy") else y
    _unmasked(y, name)
    found = np.asarray(y)
    if found.ndim == 2 and found.shape[1] == 1:
        found = found[:, 0]
    if found.ndim == 2:
        raise BarriersError(f"{name} has {found.shape[1]} columns; {ONE_TARGET}")
    if found.ndim != 1 or found.dtype.kind not in "fiubOU":
        raise BarriersError(f"{name} is an array of numbers (m,), got {found.dtype} of shape {found.shape}")
    return found.astype(np.int8) if found.dtype.kind == "b" else found


def _unmasked(x: Any, name: str) -> None:
    """Raise `BarriersError` if an array has masked entries, which are no numbers."""
    if np.ma.is_masked(x):
        raise BarriersError(f"{name} has masked entries, which are no numbers: fill them, or leave out their rows")


def names_of(x: Any) -> tuple[str, ...]:
    """Return the names of the columns of a data frame; of anything else none."""
    return tuple(map(str, x.columns)) if hasattr(x, "columns") else ()
