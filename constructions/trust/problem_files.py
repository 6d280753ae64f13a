"""Problems from files: `.npz`, `.json`, `.csv`, `.mps`, every number the rational that is written there.

Nothing in a file is unpickled or evaluated; files are bounded, and refusals are one line, with the way out.  Claims no
result.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from constructions.files import load_npz, read_bytes, strict_json
from constructions.trust.in_memory import pairs_of
from constructions.trust.mps_files import read_mps
from constructions.trust.posed import Options, Posed, posed_fields, posed_table
from constructions.trust.table_files import read_table
from theory.exact import BarriersError, rational, shown

__all__ = ["problem_of", "read_problem"]

Reader = Callable[[bytes, Options], Posed]
MAX_ENTRIES = 2**22
"""Most numbers of one array."""
AXES = {
    "X": 2, "A": 2, "A_ub": 2, "A_eq": 2, "bounds": 2,
    "y": 1, "b_ub": 1, "b_eq": 1, "c": 1, "sample_weight": 1, "names": 1,
    "alpha": 0, "l1_ratio": 0, "intercept": 0, "lam": 0, "eta": 0, "kind": 0,
}  # fmt: skip
"""How many axes the arrays have that a problem may have."""
PACKED = "unpack it first (gunzip, unzip, …)"
WAYS = {
    **dict.fromkeys((".gz", ".bz2", ".xz", ".zip", ".zst", ".tar"), f"a compressed file is not read; {PACKED}"),
    **dict.fromkeys((".pkl", ".pickle", ".joblib"), "a pickle can execute anything, so it is never read; save arrays"
                    " with np.savez(path, X=X, y=y, alpha=alpha)"),
    ".npy": "one array is no problem; np.savez(path, X=X, y=y, alpha=alpha)",
    ".mat": "MATLAB's files are not read; scipy.io.loadmat(path), then np.savez(path, A=A, y=y, lam=lam)",
    ".lp": "CPLEX's LP format is not read; write .mps with your solver (HiGHS: highs.writeModel('model.mps'))",
    ".nl": "AMPL's format is not read; write .mps with your solver",
    **dict.fromkeys((".xls", ".xlsx", ".ods"), "a spreadsheet is not read; save it as .csv"),
    **dict.fromkeys((".parquet", ".feather"), "a data frame's file is not read; frame.to_csv(path, index=False)"),
    **dict.fromkeys((".svm", ".libsvm", ".arff"), "this table is not read; write .csv, or np.savez(path, X=X, y=y)"),
}  # fmt: skip
"""What to do with other files."""


def read_problem(
    path: str | Path, *, alpha: Any = None, l1_ratio: Any = None, intercept: bool | None = None, lam: Any = None,
    target: str | None = None, without: Sequence[str] = (), layout: str | None = None,
) -> Posed:  # fmt: skip
    """Read a problem from `.npz`, `.json`, `.csv`, `.tsv` or `.mps`, with what was understood, in words.

    Arrays: see `constructions.trust.posed`.  A table needs `alpha` (scikit-learn's; perhaps `l1_ratio`, `intercept`) or
    `lam`; its last column is y, unless `target` names another, and `without` leaves some out.  `layout` is that of an
    `.mps`, "free" or "fixed".  Raises `BarriersError` with one line: what, where, and the way out.

    >>> read_problem("model.lp")
    Traceback (most recent call last):
    theory.exact.BarriersError: model.lp: CPLEX's LP format is not read; write .mps with your solver (HiGHS: \
highs.writeModel('model.mps'))
    """
    omitted = (without,) if isinstance(without, str) else tuple(without)
    options = Options(alpha, l1_ratio, intercept, lam, target, omitted, layout)
    reader = _reader(Path(path))
    return _read(reader, read_bytes(path), path, options)


def problem_of(content: bytes, name: str | Path, **options: Any) -> Posed:
    """Return the problem in the content of a file of this name; see `read_problem`.

    >>> problem_of(b'{"c": [1], "A_eq": [[2]], "b_eq": [1]}', "model.json").problem.size
    1
    """
    options["without"] = tuple(options.get("without") or ())
    return _read(_reader(Path(name)), content, name, Options(**options))


def _reader(where: Path) -> Reader:
    """Return what reads files of a name; raises `BarriersError` with the way out if nothing does."""
    suffix = where.suffix.lower()
    if suffix in WAYS:
        raise BarriersError(f"{where}: {WAYS[suffix]}")
    if suffix not in READERS:
        raise BarriersError(f"{where}: problems are read from .npz, .json, .csv, .tsv or .mps")
    return READERS[suffix]


def _read(reader: Reader, content: bytes, name: str | Path, options: Options) -> Posed:
    try:
        return reader(content, options)
    except BarriersError as error:
        raise BarriersError(f"{name}: {error}") from None


def _mps(content: bytes, options: Options) -> Posed:
    options.only(("layout",), "an .mps file")
    program, words, sense, constant = read_mps(content, options.layout)
    slacks = len(program.exact)
    shape = f"a linear program of {program.rows} rows and {program.size - slacks} variables, and {slacks} slacks"
    return Posed(program, (shape, *words), sense=sense, constant=constant)


def _table(content: bytes, options: Options) -> Posed:
    options.only(("alpha", "l1_ratio", "intercept", "lam", "target", "without"), "a table")
    if options.alpha is None and options.lam is None:
        raise BarriersError("a table needs alpha=…, --alpha (of Lasso), or lam=…, --lambda (of P2, without intercept)")
    return posed_table(read_table(content, options.target, options.without), options)


def _arrays(content: bytes, options: Options) -> Posed:
    arrays = load_npz(content, "the archive")
    if "format" in arrays and "indptr" in arrays:
        raise BarriersError("a sparse matrix alone is no problem; np.savez(path, X=X.toarray(), y=y, alpha=alpha)")
    found = {name: _array(array, name) if name in AXES else array for name, array in arrays.items()}
    return posed_fields(found, options)


def _array(array: Any, name: str) -> Any:
    """Return an array of a file as one of numbers, a scalar as itself; raises `BarriersError` naming what is wrong."""
    text = name in ("names", "kind")
    if array.dtype.kind not in ("U" if text else "fiubU"):
        raise BarriersError(f"{name} must hold {'texts' if text else 'real numbers'}, got {array.dtype}")
    if array.size > MAX_ENTRIES:
        raise BarriersError(f"{name} has {array.size} entries, more than the {MAX_ENTRIES} that are read")
    if name == "bounds":
        return pairs_of(array)
    axes = AXES[name]
    if axes < 2 and array.ndim == axes + 1 and 1 in array.shape:
        array = array.reshape(array.shape[0] if axes and array.shape[-1] == 1 else -1) if axes else array[0]
    if array.ndim != axes:
        many = "; give one target at a time: y[:, k]" if name == "y" else ""
        shape = ("a number", "a vector", "a matrix")[axes]
        raise BarriersError(f"{name} must be {shape}, got an array of shape {array.shape}{many}")
    if array.dtype.kind == "f" and not np.isfinite(array).all():
        spot = tuple(np.argwhere(~np.isfinite(array))[0].tolist()) if axes else ()
        raise BarriersError(f"{name}{list(spot) or ''} is {array[spot]}: data are finite numbers; leave the row out")
    if array.dtype.kind == "b":
        return bool(array) if not axes else array.astype(np.int8)
    if array.dtype.kind == "U":
        return array.tolist() if text else _rationals(array.tolist(), name, axes)
    return array if axes else array.item()


def _json(content: bytes, options: Options) -> Posed:
    if content.count(b",") > MAX_ENTRIES:
        raise BarriersError(f"files of more than {MAX_ENTRIES} numbers are not read")
    body = strict_json(content, "the file", decimals=True)
    if not isinstance(body, dict):
        raise BarriersError(f"a problem is a JSON object, got {type(body).__name__}")
    given = {name: value for name, value in body.items() if value is not None}
    found = {name: _listed(value, name) if name in AXES else value for name, value in given.items()}
    return posed_fields(found, options)


def _listed(value: Any, name: str) -> Any:
    """Return a value of JSON as rationals in lists, of the depth that its name says."""
    if name in ("kind", "intercept"):
        return value
    if name == "names":
        if not isinstance(value, list) or any(not isinstance(v, str) for v in value):
            raise BarriersError(f"names must be a list of strings, got {shown(value)}")
        return value
    if name == "bounds":
        listed = value if isinstance(value, list) else []
        pairs = [listed] if len(listed) == 2 and not any(isinstance(v, list) for v in listed) else listed
        if not pairs or any(not isinstance(p, list) or len(p) != 2 or not all(map(_end, p)) for p in pairs):
            raise BarriersError("bounds are a pair such as [0, null], or a list of one for each variable")
        return value
    found = _rationals(value, name, AXES[name])
    if AXES[name] == 2 and any(len(row) != len(found[0]) for row in found):
        raise BarriersError(f"{name} must have rows of one length")
    return found


def _end(value: Any) -> bool:
    """Whether a value of JSON may be a bound."""
    return value is None or (isinstance(value, int | str) and not isinstance(value, bool))


def _rationals(value: Any, name: str, axes: int) -> Any:
    """Return numbers in lists of so many axes as rationals."""
    if axes:
        if not isinstance(value, list) or not value:
            raise BarriersError(f"{name} must be {('a list', 'a list of rows')[axes - 1]}, got {shown(value)}")
        return [_rationals(v, f"{name}[{i}]", axes - 1) for i, v in enumerate(value)]
    try:
        return rational(value)
    except BarriersError as error:
        raise BarriersError(f"{name}: {error}") from None


READERS: dict[str, Reader] = {
    ".npz": _arrays, ".json": _json, ".csv": _table, ".tsv": _table, ".mps": _mps,
}  # fmt: skip
"""Readers by the ends of names."""
