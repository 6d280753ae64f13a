"""Matrices and vectors in memory: arrays, lists, sparse matrices and data frames, as arrays.  Claims no result."""

from __future__ import annotations

from collections.abc import Sequence
from math import isnan
from typing import Any

import numpy as np

from theory.exact import BarriersError, rational, shown

__all__ = ["ONE_TARGET", "labels_of", "matrix_of", "names_of", "pairs_of", "unmasked", "vector_of"]

ONE_TARGET = "fit Lasso or ElasticNet to one target at a time: fit(X, y[:, k])"


def matrix_of(x: Any, name: str = "X", names: Sequence[str] = ()) -> Any:
    """Return a matrix as an array (m, n); raises `BarriersError` for what is none; `names` are those of its columns.

    >>> matrix_of([[1, 0.5]]).shape
    (1, 2)
    """
    names = names_of(x) or names
    for method in ("toarray", "to_numpy"):
        x = getattr(x, method)() if hasattr(x, method) else x
    unmasked(x, name)
    try:
        found = np.asarray(x)
    except ValueError:
        raise BarriersError(f"{name} has rows of different lengths") from None
    if found.ndim == 2 and not found.size:
        raise BarriersError(f"{name} has no entries: its shape is {found.shape}")
    if found.ndim != 2 or found.dtype.kind not in "fiubOU":
        raise BarriersError(f"{name} is an array of numbers (m, n), got {found.dtype} of shape {found.shape}")
    if found.dtype.kind == "O":  # a data frame of several types, truth values perhaps among them
        plain = [[int(v) if isinstance(v, bool | np.bool_) else v for v in row] for row in found]
        found = np.empty(found.shape, dtype=object)
        found[:] = plain
    _numbers(found, name, names)
    return found.astype(np.int8) if found.dtype.kind == "b" else found


def vector_of(y: Any, name: str = "y") -> Any:
    """Return y as an array (m,); raises `BarriersError` for what is none, and for several targets.

    >>> vector_of([[1], [2]]).shape
    (2,)
    """
    y = y.to_numpy() if hasattr(y, "to_numpy") else y
    unmasked(y, name)
    found = np.asarray(y)
    if found.ndim == 2 and found.shape[1] == 1:
        found = found[:, 0]
    if found.ndim == 2:
        raise BarriersError(f"{name} has {found.shape[1]} columns; {ONE_TARGET}")
    if found.ndim != 1 or found.dtype.kind not in "fiubOU":
        raise BarriersError(f"{name} is an array of numbers (m,), got {found.dtype} of shape {found.shape}")
    _numbers(found, name, ())
    return found.astype(np.int8) if found.dtype.kind == "b" else found


def unmasked(x: Any, name: str) -> None:
    """Raise `BarriersError` if an array, or one in a list, has masked entries, which are no numbers."""
    if np.ma.is_masked(x) or (isinstance(x, list | tuple) and any(map(np.ma.is_masked, x))):
        raise BarriersError(f"{name} has masked entries, which are no numbers: fill them, or leave out their rows")


def _numbers(found: Any, name: str, names: Sequence[str]) -> None:
    """Raise `BarriersError` that names the place of an entry which is no number."""
    if found.dtype.kind in "iub":
        return
    if found.dtype.kind == "f":
        if np.isfinite(found).all():
            return
        place: tuple[int, ...] = tuple(np.argwhere(~np.isfinite(found))[0].tolist())
        why = "NaN" if np.isnan(found[place]) else f"{found[place]}"
    else:
        odd = ((place, why) for place in np.ndindex(found.shape) if (why := _odd(found[place])))
        if (first := next(odd, None)) is None:
            return
        place, why = first
    column = "" if len(place) < 2 else f", column {shown(names[place[1]]) if place[1] < len(names) else place[1]}"
    raise BarriersError(
        f"{name}, row {place[0]}{column}: {why} is no number; fill it, encode it, or leave out the row or the column"
    )


def _odd(value: Any) -> str:
    """Return what is wrong with an entry; empty if it is a rational number."""
    try:
        rational(value)
    except BarriersError:
        plain = value.item() if hasattr(value, "dtype") else value
        return "NaN" if isinstance(plain, float) and isnan(plain) else shown(plain)
    return ""


def names_of(x: Any) -> tuple[str, ...]:
    """Return the names of the columns of a data frame; of anything else none."""
    return tuple(map(str, x.columns)) if hasattr(x, "columns") and hasattr(x, "to_numpy") else ()


def pairs_of(bounds: Any) -> list[Any]:
    """Return bounds (2,) or (n, 2) as lists; None and NaN, as NumPy writes it, are none.

    >>> pairs_of(np.array([[0.0, np.nan]]))
    [[0.0, None]]
    """
    if bounds.shape[-1:] != (2,) or bounds.ndim > 2:
        raise BarriersError(f"bounds are a pair (2,), or one for each variable (n, 2); got an array of {bounds.shape}")
    values = [None if v is None or (isinstance(v, float) and isnan(v)) else v for v in bounds.reshape(-1).tolist()]
    pairs = [values[i : i + 2] for i in range(0, len(values), 2)]
    return pairs if bounds.ndim == 2 else pairs[0]


def labels_of(x: Any) -> tuple[str, ...]:
    """Return the labels of a series; none if they are just numbers."""
    labels = getattr(x, "index", ()) if hasattr(x, "to_numpy") else ()
    return tuple(labels) if len(labels) and all(isinstance(label, str) for label in labels) else ()
