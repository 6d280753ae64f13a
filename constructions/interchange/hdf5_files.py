"""Arrays and texts of an HDF5 file: only what lies in it, plain and whole, as another process found it there.

`constructions.interchange.hdf5_dump` is that process; it uses h5py.  Claims no result.
"""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from constructions.files import load_npz, strict_json
from constructions.interchange.bfloat16 import singles
from theory.exact import BarriersError, shown

__all__ = ["Hdf5"]

SCRIPT = Path(__file__).with_name("hdf5_dump.py")
SECONDS = 60
"""What the process may take, its start included."""


class Hdf5:
    """What was found in one group of an HDF5 file; whatever is wrong with it raises `BarriersError`."""

    def __init__(self, content: bytes, name: str, group: str) -> None:
        self.name = name
        if not find_spec("h5py"):
            raise BarriersError("files of Keras need the package h5py: pip install h5py")
        self.arrays = _dumped(content, name, group)
        self.items: dict[str, Any] = strict_json(self.arrays["index"].tobytes(), name)

    def names(self, *path: str) -> list[str]:
        """Return the names in a group, of which there may be none."""
        return list(self._item(path).get("names", [])) if "/".join(path) in self.items else []

    def array(self, *path: str, brain: bool = False) -> Any:
        """Return an array of floats; with `brain`, two bytes of no type are a bfloat16."""
        item = self._item(path)
        if "array" not in item:
            raise self._error(path, "no array")
        found = self.arrays[item["array"]]
        if found.dtype.kind == "f":
            return found
        if not brain:
            raise self._error(path, "no array of floats: two bytes of no type")
        return singles(found)

    def text(self, *path: str, key: str) -> str | None:
        """Return an attribute that is a text, or none if there is no such."""
        found = self._item(path)["texts"].get(key)
        return found if isinstance(found, str) else None

    def texts(self, *path: str, key: str) -> list[str]:
        """Return an attribute that is a list of texts."""
        found = self._item(path)["texts"].get(key)
        if not isinstance(found, list):
            raise self._error(path, f"without the list {key}")
        return found

    def _item(self, path: tuple[str, ...]) -> dict[str, Any]:
        item: dict[str, Any] = self.items.get("/".join(path), {"refused": "missing", "texts": {}})
        if "refused" in item:
            raise self._error(path, item["refused"])
        return item

    def _error(self, path: tuple[str, ...], what: str) -> BarriersError:
        return BarriersError(f"{self.name}: {shown('/'.join(path)) if path else 'the file'} is {what}")


def _dumped(content: bytes, name: str, group: str) -> dict[str, Any]:
    """Return the arrays that the other process finds; it loads no plugins of the HDF5 library."""
    ways = os.pathsep.join(path for path in sys.path if path)
    environment = {**os.environ, "PYTHONPATH": ways, "HDF5_PLUGIN_PRELOAD": "::"}
    command = [sys.executable, "-P", str(SCRIPT), group]
    try:
        ended = subprocess.run(  # noqa: S603 (our own module, no shell)
            command, input=content, capture_output=True, timeout=SECONDS, env=environment, check=False
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        raise BarriersError(f"{name}: the HDF5 library does not come to an end with it") from None
    except OSError as error:
        raise BarriersError(f"{name}: no process can be started that reads it ({error.strerror})") from None
    if ended.returncode or not ended.stdout:
        raise BarriersError(f"{name}: not a readable HDF5 file")
    return load_npz(ended.stdout, name)
