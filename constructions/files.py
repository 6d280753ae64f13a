"""Files from strangers: read bounded and parsed strictly; written whole or not at all.

Nothing in a file is unpickled or evaluated.  Claims no result.
"""

from __future__ import annotations

import io
import json
import os
import shutil
import tempfile
import zipfile
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np

from theory.exact import BarriersError, rational

__all__ = [
    "keyed",
    "listed",
    "load_npz",
    "new_folder",
    "npz_bytes",
    "rational_text",
    "read_bytes",
    "strict_json",
    "write_bytes",
    "write_folder",
    "write_text",
]

MAX_BYTES = 64 * 2**20
"""Largest file, compressed or not, that is read."""


def read_bytes(path: str | Path) -> bytes:
    """Return the content of a regular file of at most 64 MiB; raises `BarriersError` otherwise."""
    where = Path(path)
    try:
        if not where.is_file():
            raise BarriersError(f"{where}: no such file" if not where.exists() else f"{where}: not a regular file")
        with where.open("rb") as stream:
            content = stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise BarriersError(f"{where}: cannot be read ({error.strerror})") from None
    if len(content) > MAX_BYTES:
        raise BarriersError(f"{where}: larger than {MAX_BYTES // 2**20} MiB")
    return content


def write_bytes(path: str | Path, content: bytes) -> None:
    """Write a file whole or not at all; raises `BarriersError` if it cannot be written."""
    where = Path(path)
    if len(content) > MAX_BYTES:
        raise BarriersError(f"{where}: would be larger than {MAX_BYTES // 2**20} MiB, the most that is read")
    try:
        where.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=where.parent, prefix=f".{where.name}.")
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(content)
            mask = os.umask(0)
            os.umask(mask)
            Path(temporary).chmod(0o666 & ~mask)
            Path(temporary).replace(where)
        except BaseException:
            Path(temporary).unlink()
            raise
    except OSError as error:
        raise BarriersError(f"{where}: cannot be written ({error.strerror})") from None


def write_text(path: str | Path, text: str) -> None:
    """Write a UTF-8 file whole or not at all."""
    write_bytes(path, text.encode())


def new_folder(path: str | Path) -> Path:
    """Return the path of a folder that is not there yet, or is empty; raises `BarriersError` otherwise."""
    where = Path(path)
    try:
        if os.path.lexists(where) and not (where.is_dir() and not any(where.iterdir())):
            raise BarriersError(f"{where}: is there, and is no empty folder: give a new name")
        if where.is_symlink():
            raise BarriersError(f"{where}: is a link: name the folder itself, or a new one")
        above = where if where.is_dir() else next(path for path in where.absolute().parents if os.path.lexists(path))
        if not above.is_dir() or not os.access(above, os.W_OK | os.X_OK) or len(os.fsencode(where.name)) > 255:
            raise BarriersError(f"{where}: cannot be written: name a folder in one that may be written to")
    except OSError as error:
        raise BarriersError(f"{where}: cannot be written ({error.strerror})") from None
    return where


def write_folder(path: str | Path, files: dict[str, bytes]) -> None:
    """Write a new folder with all of these files, or none; raises `BarriersError` if it is there, or cannot be written.

    An empty folder of that name counts as new.
    """
    where = new_folder(path)
    try:
        where.parent.mkdir(parents=True, exist_ok=True)
        temporary = Path(tempfile.mkdtemp(dir=where.parent, prefix=f".{where.name}."))
        try:
            for name, content in files.items():
                (temporary / name).write_bytes(content)
            mask = os.umask(0)
            os.umask(mask)
            temporary.chmod(0o777 & ~mask)
            temporary.rename(where)
        except BaseException:
            shutil.rmtree(temporary)
            raise
    except OSError as error:
        raise BarriersError(f"{where}: cannot be written ({error.strerror})") from None


def strict_json(content: bytes, name: str, *, decimals: bool = False) -> Any:
    """Parse JSON without floats, NaN or duplicate keys, with integers of at most 18 digits and bounded depth.

    With `decimals` such numbers are taken, and returned as the texts that they are.  Raises `BarriersError` with one
    line.

    >>> strict_json(b'{"a": [1, "2/3"]}', "example")
    {'a': [1, '2/3']}
    """

    def pairs(items: list[tuple[str, Any]]) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key, value in items:
            if key in found:
                raise BarriersError(f"{name}: the key {key[:40]!r} occurs twice")
            found[key] = value
        return found

    def no_float(text: str) -> Any:
        if decimals:
            return text
        raise BarriersError(f'{name}: numbers are written as strings such as "3/4", got the JSON number {text[:40]}')

    def integer(text: str) -> int:
        return int(text) if len(text) <= 18 else no_float(text)

    try:
        return json.loads(
            content.decode("utf-8"),
            object_pairs_hook=pairs,
            parse_float=no_float,
            parse_constant=no_float,
            parse_int=integer,
        )
    except RecursionError:
        raise BarriersError(f"{name}: nested too deeply") from None
    except UnicodeDecodeError:
        raise BarriersError(f"{name}: not UTF-8 text") from None
    except json.JSONDecodeError as error:
        raise BarriersError(f"{name}: not JSON ({error.msg} at line {error.lineno}, column {error.colno})") from None


def keyed(value: Any, keys: set[str], name: str) -> dict[str, Any]:
    """Return `value` as an object with just these keys; raises `BarriersError` naming a missing or unknown one."""
    if not isinstance(value, dict):
        raise BarriersError(f"{name}: expected a JSON object with the keys {', '.join(sorted(keys))}")
    if value.keys() != keys:
        missing, extra = sorted(keys - value.keys()), sorted(value.keys() - keys)
        wrong = f"the key {missing[0]!r} is missing" if missing else f"the key {extra[0][:40]!r} is unknown"
        raise BarriersError(f"{name}: {wrong}; expected {', '.join(sorted(keys))}")
    return value


def listed(value: Any, name: str) -> list[Any]:
    """Return `value` as a list; raises `BarriersError` if it is none."""
    if not isinstance(value, list):
        raise BarriersError(f"{name}: expected a list, got {type(value).__name__}")
    return value


def rational_text(value: Any, name: str) -> Fraction:
    """Return the rational that a string holds; raises `BarriersError` naming the place."""
    if not isinstance(value, str):
        raise BarriersError(f'{name}: expected a rational as a string such as "3/4", got {type(value).__name__}')
    try:
        return rational(value)
    except BarriersError as error:
        raise BarriersError(f"{name}: {error}") from None


def npz_bytes(arrays: dict[str, Any]) -> bytes:
    """Return the content of an `.npz` with these arrays."""
    buffer = io.BytesIO()
    np.savez(buffer, **arrays)
    return buffer.getvalue()


def load_npz(content: bytes, name: str) -> dict[str, Any]:
    """Return the arrays of an `.npz`, refusing pickles and archives that unpack to more than 64 MiB."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            if sum(entry.file_size for entry in entries) > MAX_BYTES or len(entries) > 1000:
                raise BarriersError(f"{name}: unpacks to more than {MAX_BYTES // 2**20} MiB or 1000 arrays")
            if len({entry.filename for entry in entries}) < len(entries):
                raise BarriersError(f"{name}: an array occurs twice")
            if strange := [entry.filename for entry in entries if not entry.filename.endswith(".npy")]:
                raise BarriersError(f"{name}: holds {strange[0][:40]!r}, which is no NumPy array")
        with np.load(io.BytesIO(content), allow_pickle=False) as archive:
            arrays = {key: np.asarray(archive[key]) for key in archive.files}
            if empty := [key for key, array in arrays.items() if 0 in array.shape]:
                raise BarriersError(f"{name}: the array {empty[0][:40]!r} is empty, of shape {arrays[empty[0]].shape}")
            return arrays
    except BarriersError:
        raise
    except Exception:
        raise BarriersError(f"{name}: not a readable .npz archive of plain arrays") from None
