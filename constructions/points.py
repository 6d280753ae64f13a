"""Points of inputs, and counterexamples as competitions of verifiers write them, read exactly (V).

A counterexample is `((X_0 0.5) (X_1 1e-3) … (Y_0 …))`, or, in VNN-LIB 2.0, `X float32 [1,2]` and then one number a
line, the outputs after the inputs; a first line may say `sat`.  Outputs that it states are read, and prove nothing.
A plain point is numbers in .txt or .csv, an array in .npy, or a list in .json, of numbers or of texts such as "1/3".
"""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import prod
from pathlib import Path
from typing import Any

import numpy as np

from constructions.files import MAX_BYTES, listed, read_bytes, strict_json
from constructions.properties import Property
from constructions.vnnlib_reading import SHAPE, VARIABLE, Group, decimal, groups, parse_property
from theory.exact import BarriersError, rational, shown

__all__ = [
    "Counterexample",
    "parse_counterexample",
    "read_counterexample",
    "read_either",
    "read_point",
    "read_property",
]

MOST = 2**22
"""Most numbers of a point."""
PLAIN = (".txt", ".csv", ".npy", ".json")
HEADER = re.compile(r"(\S{1,100})\s+(\S{1,100})\s+(\[[0-9, ]*\])", re.ASCII)


@dataclass(frozen=True)
class Counterexample:
    """A point, and the outputs that its file states, if it does."""

    point: tuple[Fraction, ...]
    stated: tuple[Fraction, ...] | None = None


def _text(path: Path) -> str:
    """Return the text of a file, of one that is packed as .gz too, of at most 64 MiB unpacked."""
    content = read_bytes(path)
    if path.suffix == ".gz":
        unpacker = zlib.decompressobj(wbits=31)
        try:
            content = unpacker.decompress(content, MAX_BYTES + 1)
        except zlib.error:
            raise BarriersError(f"{path}: no file of gzip; unpack it and give the file inside") from None
        if len(content) > MAX_BYTES or not unpacker.eof or unpacker.unused_data:
            raise BarriersError(f"{path}: is cut off, has something after its end, or unpacks to more than 64 MiB")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        raise BarriersError(f"{path}: not a text in UTF-8") from None


def read_property(path: Path) -> Property:
    """Read a property in VNN-LIB, `.vnnlib` or `.vnnlib.gz`; raises `BarriersError` with the line that is not read."""
    return parse_property(_text(path), str(path))


def read_counterexample(path: Path, asked: Property | None = None) -> Counterexample:
    """Read a competition's counterexample, packed as `.gz` or not; raises `BarriersError` with what is not read."""
    return parse_counterexample(_text(path), str(path), asked)


def read_either(path: Path, asked: Property | None = None) -> Counterexample:
    """Read a plain point or a counterexample, whichever a file holds: plain ones begin with a number."""
    if path.suffix in (".npy", ".json"):
        return Counterexample(read_point(path))
    begins = _text(path).lstrip()[:1]
    if path.suffix in PLAIN and (begins in "+-." or begins.isdigit()):
        return Counterexample(read_point(path))
    return read_counterexample(path, asked)


def parse_counterexample(text: str, name: str, asked: Property | None = None) -> Counterexample:
    """Return the counterexample that a text holds; tensors must be those of the property, if it names them (V).

    >>> parse_counterexample("((X_0 0.5) (Y_0 1e-1))", "p")
    Counterexample(point=(Fraction(1, 2),), stated=(Fraction(1, 10),))
    """
    lines = text.replace("\r\n", "\n").split("\n")
    start = next((i for i, line in enumerate(lines) if line.strip()), len(lines))
    if start < len(lines) and lines[start].strip() in ("sat", "unsat", "unknown", "timeout", "error"):
        if (said := lines[start].strip()) != "sat":
            raise BarriersError(f"{name}: says {said}: there is no counterexample in it")
        lines[start] = ""
    rest = next((line.strip() for line in lines if line.strip()), "")
    if not rest:
        raise BarriersError(f"{name}: holds no counterexample: ((X_0 0.5) (X_1 …) …) is one")
    parts = _pairs("\n".join(lines), name) if rest[0] in "(;" else _tensors(lines, name, asked)
    if not parts[0]:
        raise BarriersError(f"{name}: gives no inputs")
    return Counterexample(tuple(parts[0]), tuple(parts[1]) if parts[1] else None)


def _number(text: str, where: str) -> Fraction:
    """Return the rational of a decimal; raises `BarriersError` that says where it is none."""
    try:
        found = decimal(text)
    except BarriersError as error:
        raise BarriersError(f"{where}: {error}") from None
    if found is None:
        raise BarriersError(f"{where}: {shown(text)} is no finite decimal")
    return found


def _pairs(text: str, name: str) -> tuple[list[Fraction], list[Fraction]]:
    """Return inputs and outputs of the form of version 1."""
    top = list(groups(text, name))
    whole = top[0] if len(top) == 1 else ""
    if isinstance(whole, str):
        raise BarriersError(
            f"{name}: one list ((X_0 0.5) (X_1 …) …) is wanted, and something else, or nothing, is there"
        )
    found: tuple[dict[int, Fraction], dict[int, Fraction]] = ({}, {})
    for pair in whole.parts:
        where = f"{name}: line {pair.line if isinstance(pair, Group) else whole.line}"
        match pair:
            case Group(_, [str(variable), str(number)]) if known := VARIABLE.fullmatch(variable):
                values, index = found["XY".index(known[1])], int(known[2])
                if index in values:
                    raise BarriersError(f"{where}: {variable} has two values")
                values[index] = _number(number, where)
            case _:
                raise BarriersError(f"{where}: {shown(str(pair))} is not read here: (X_0 0.5) is")
    for letter, values in zip("XY", found, strict=True):
        if values and max(values) >= len(values):
            missing = next(i for i in range(len(values)) if i not in values)
            raise BarriersError(f"{name}: {letter}_{missing} has no value, but one of a larger index has")
    inputs, outputs = ([values[i] for i in range(len(values))] for values in found)
    return inputs, outputs


def _tensors(lines: Sequence[str], name: str, asked: Property | None) -> tuple[list[Fraction], list[Fraction]]:
    """Return inputs and outputs of the form of version 2.0."""
    declared = asked.tensors if asked else None
    parts: tuple[list[Fraction], list[Fraction]] = ([], [])
    sizes: list[int] = []
    for number, line in enumerate(map(str.strip, lines), 1):
        where = f"{name}: line {number}"
        if not line:
            continue
        if header := HEADER.fullmatch(line):
            shape = SHAPE.fullmatch(header[3].replace(" ", ""))
            if shape is None or len(sizes) == 2 or (sizes and len(parts[len(sizes) - 1]) != sizes[-1]):
                raise BarriersError(f"{where}: {shown(line)} is not wanted here: an input, its values, an output are")
            numbers = tuple(map(int, filter(None, shape[1].split(","))))
            if declared and (header[1], numbers) != (declared[len(sizes)].name, declared[len(sizes)].shape):
                tensor = declared[len(sizes)]
                raise BarriersError(f"{where}: the property declares {tensor.name} {list(tensor.shape)} at this place")
            sizes.append(prod(numbers))
        elif not sizes:
            raise BarriersError(f"{where}: {shown(line)} is not read here: ((X_0 0.5) …), or X float32 [1,2] first, is")
        elif len(parts[len(sizes) - 1]) == sizes[-1]:
            raise BarriersError(f"{where}: {shown(line)} is one value more than the shape has")
        else:
            parts[len(sizes) - 1].append(_number(line, where))
    if len(parts[len(sizes) - 1]) != sizes[-1]:
        raise BarriersError(f"{name}: {len(parts[len(sizes) - 1])} values are given for {sizes[-1]} entries")
    return parts


def read_point(path: Path) -> tuple[Fraction, ...]:
    """Read a plain point; raises `BarriersError` naming what is no finite rational, and where."""
    name = str(path)
    if path.suffix not in PLAIN:
        raise BarriersError(f"{name}: a point is a file ending in .txt, .csv, .npy or .json; see --witness for others")
    if path.suffix == ".npy":
        values: list[Any] = _array(read_bytes(path), name)
    elif path.suffix == ".json":
        values = listed(strict_json(read_bytes(path), name, decimals=True), name)
    else:
        text = _text(path)
        if re.search(r",[ \t]*,|^[ \t]*,", text, re.MULTILINE):
            raise BarriersError(f"{name}: an entry between two commas, or before the first, is missing")
        values = text.replace(",", " ").split(None, MOST)
    if not 0 < len(values) <= MOST:
        raise BarriersError(f"{name}: holds no numbers, or more than {MOST}")
    found = []
    for place, value in enumerate(values):
        try:
            found.append(rational(value))
        except BarriersError as error:
            raise BarriersError(f"{name}: entry {place}: {error}") from None
    return tuple(found)


def _array(content: bytes, name: str) -> list[Any]:
    """Return the entries of an array of floats or integers, in row-major order; nothing is unpickled."""
    try:
        array = np.load(io.BytesIO(content), allow_pickle=False)
    except Exception:
        raise BarriersError(f"{name}: not a readable .npy array of plain numbers") from None
    if not isinstance(array, np.ndarray) or array.dtype.kind not in "fiu":
        raise BarriersError(f"{name}: an array of floats or integers is wanted")
    found: list[Any] = array.ravel().tolist() if array.dtype.itemsize <= 8 else list(array.ravel())
    return found
