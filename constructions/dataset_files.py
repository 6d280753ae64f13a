"""The training sets D_delta in and out of files: `.npz`, `.csv` and JSON, all three with the same rationals.

`.npz` and `.csv` hold doubles, so only sets whose coordinates are doubles are written to them.  What is read is checked
against every hypothesis of the theorem.  Claims no result.
"""

from __future__ import annotations

import json
import re
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np

from constructions.files import (
    keyed,
    listed,
    load_npz,
    npz_bytes,
    rational_text,
    read_bytes,
    strict_json,
    write_bytes,
    write_text,
)
from constructions.training_sets import TrainingSet
from theory.exact import BarriersError, brief, is_double, rational, write_rational

__all__ = ["double_text", "read_dataset", "write_dataset"]


def read_dataset(path: str | Path) -> TrainingSet:
    """Read D_delta from `.json`, `.npz` or `.csv`; raises `BarriersError` naming the hypothesis that the data violate.

    All three formats give the same rationals.
    """
    where, content = Path(path), read_bytes(path)
    readers = {".json": _dataset_from_json, ".npz": _dataset_from_npz, ".csv": _dataset_from_csv}
    if where.suffix not in readers:
        raise BarriersError(f"{where}: a dataset file ends in .npz, .csv or .json")
    try:
        return readers[where.suffix](content)
    except BarriersError as error:
        raise BarriersError(f"{where}: {error}") from None


def write_dataset(data: TrainingSet, path: str | Path) -> None:
    """Write D_delta to `.json` (always exact), `.npz` or `.csv` (refused unless every coordinate is a double)."""
    where = Path(path)
    if where.suffix not in (".json", ".npz", ".csv"):
        raise BarriersError(f"{where}: a dataset file ends in .npz, .csv or .json")
    if where.suffix == ".json":
        write_text(where, json.dumps(_dataset_object(data)) + "\n")
        return
    if not all(is_double(v) for v in (data.delta, *data.x1)):
        raise BarriersError(f"{where}: some coordinate is no double; write this dataset to .json instead")
    x = np.array([[float(v) for v in point] for point in data.points])
    parameters = {
        "a": write_rational(data.a),
        "delta": write_rational(data.delta),
        "radius": write_rational(data.radius),
    }
    if where.suffix == ".npz":
        write_bytes(
            where,
            npz_bytes(
                {"x": x, "y": np.array(data.labels, dtype=np.int8), **{k: np.array(v) for k, v in parameters.items()}}
            ),
        )
    else:
        header = "# " + " ".join(f"{key}={value}" for key, value in parameters.items())
        names = ",".join([*(f"x{i}" for i in range(1, data.dimension + 1)), "y"])
        rows = [",".join([*(repr(float(v)) for v in row), str(y)]) for row, y in zip(x, data.labels, strict=True)]
        write_text(where, "\n".join([header, names, *rows]) + "\n")


def _dataset_object(data: TrainingSet) -> dict[str, Any]:
    return {
        "points": len(data),
        "dimension": data.dimension,
        "a": write_rational(data.a),
        "delta": write_rational(data.delta),
        "radius": write_rational(data.radius),
        "x": [[write_rational(v) for v in point] for point in data.points],
        "y": list(data.labels),
    }


def _assemble(x: list[list[Fraction]], y: list[Any], a: Fraction, delta: Fraction, radius: Fraction) -> TrainingSet:
    """Return the training set with these points, or say where they are not of the theorem's form."""
    if len(x) != len(y) or not x:
        raise BarriersError(f"a dataset needs n >= 1 points and as many labels, got {len(x)} and {len(y)}")
    if len({len(point) for point in x}) > 1:
        raise BarriersError("the points of a dataset must all have the same dimension")
    if len(x[0]) < 2:
        raise BarriersError(f"the dimension d must be at least 2 (the label sits in coordinate 2), got {len(x[0])}")
    data = TrainingSet(a, tuple(point[0] for point in x), delta, radius, len(x[0]))
    for k, (point, mine, s, right) in enumerate(zip(x, data.points, y, data.labels, strict=True), 1):
        if type(s) is not int or s != right:
            raise BarriersError(f"point {k} must have the label (k+1) mod 2 = {right}, got {s!r}")
        if tuple(point) != mine:
            raise BarriersError(
                f"point {k} must be (x_1, delta*label, 0, …), got second coordinate {brief(point[1])},"
                f" delta = {brief(delta)}"
            )
    return data


def _dataset_from_json(content: bytes) -> TrainingSet:
    body = keyed(strict_json(content, "dataset"), {"points", "dimension", "a", "delta", "radius", "x", "y"}, "dataset")
    x = [[rational_text(v, "x") for v in listed(point, "x")] for point in listed(body["x"], "x")]
    a, delta, radius = (rational_text(body[key], key) for key in ("a", "delta", "radius"))
    data = _assemble(x, listed(body["y"], "y"), a, delta, radius)
    said = body["points"], body["dimension"]
    if any(type(v) is not int for v in said) or said != (len(data), data.dimension):
        raise BarriersError(
            f"it says points = {body['points']!r:.40}, dimension = {body['dimension']!r:.40}"
            f" but has {len(data)} and {data.dimension}"
        )
    return data


def _dataset_from_npz(content: bytes) -> TrainingSet:
    arrays = load_npz(content, "dataset")
    wanted = {"x", "y", "a", "delta", "radius"}
    if arrays.keys() != wanted:
        raise BarriersError(
            f"a dataset .npz holds the arrays {', '.join(sorted(wanted))}, got {', '.join(sorted(arrays)) or 'none'};"
            " for points of your own give a budget (--data FILE --budget Q)"
        )
    x, y = arrays["x"], arrays["y"]
    if x.dtype.kind != "f" or x.ndim != 2 or y.dtype.kind not in "iu" or y.ndim != 1:
        raise BarriersError(
            f"x must be a float matrix and y an integer vector, got {x.dtype} {x.shape} and {y.dtype} {y.shape}"
        )
    if not np.isfinite(x).all():
        raise BarriersError("x has a NaN or infinite entry")
    for key in ("a", "delta", "radius"):
        if arrays[key].dtype.kind != "U" or arrays[key].ndim:
            raise BarriersError(f'{key} must be a string such as "3/4", got an array of {arrays[key].dtype}')
    a, delta, radius = (rational_text(str(arrays[key]), key) for key in ("a", "delta", "radius"))
    return _assemble([[rational(v) for v in row] for row in x.tolist()], y.tolist(), a, delta, radius)


def double_text(cell: str) -> Fraction:
    """Return the double of a plain decimal; raises ValueError for anything else, also if it underflows to 0."""
    if not re.fullmatch(r"-?[0-9]+(\.[0-9]+)?(e[+-]?[0-9]+)?", cell, re.ASCII):
        raise ValueError
    value = rational(float(cell))
    if value == 0 and re.search("[1-9]", cell.partition("e")[0]):
        raise ValueError
    return value


def _dataset_from_csv(content: bytes) -> TrainingSet:
    try:
        lines = content.decode("ascii").splitlines()
    except UnicodeDecodeError:
        raise BarriersError("not ASCII text") from None
    if len(lines) < 3 or not lines[0].startswith("#"):
        raise BarriersError('the first line of a dataset .csv must be a comment "# a=… delta=… radius=…"')
    pairs = [field.partition("=")[::2] for field in lines[0][1:].split()]
    if len(dict(pairs)) < len(pairs):
        raise BarriersError("the header names a parameter twice")
    parameters = keyed(dict(pairs), {"a", "delta", "radius"}, "header")
    dimension = len(lines[1].split(",")) - 1
    if lines[1] != ",".join([*(f"x{i}" for i in range(1, dimension + 1)), "y"]):
        raise BarriersError(f'the second line of a dataset .csv must be "x1,…,xd,y", got {lines[1][:40]!r}')
    x, y = [], []
    for number, line in enumerate(lines[2:], 3):
        cells = line.split(",")
        if len(cells) != dimension + 1 or cells[-1] not in ("0", "1"):
            raise BarriersError(
                f"line {number} must have {dimension} coordinates and a label 0 or 1, got {line[:60]!r}"
            )
        try:
            x.append([double_text(cell) for cell in cells[:-1]])
        except ValueError:
            raise BarriersError(f"line {number} has a coordinate that is no finite double: {line[:60]!r}") from None
        y.append(int(cells[-1]))
    a, delta, radius = (rational_text(parameters[key], key) for key in ("a", "delta", "radius"))
    return _assemble(x, y, a, delta, radius)
