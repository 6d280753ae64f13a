"""A process that reads an HDF5 file from its input, with h5py, and writes the plain arrays and texts in it as `.npz`.

The HDF5 library is large and in C; some files, made for it, crash it or keep it busy for ever.  So it runs alone here,
under limits, and `constructions.interchange.hdf5_files` reads what comes out.  Links to other places, filters, and
numbers that lie in other files are not followed.  Imports nothing of this project.  Claims no result.
"""

from __future__ import annotations

import io
import json
import resource
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np

SECONDS, BYTES = 10, 2**31
"""What the process may take, in bytes beyond what it has when it begins to read."""
MOST_ENTRIES = 2**22
"""Most numbers that are handed back."""
MAX_TEXT, MAX_TEXTS = 2**24, 1000
"""Longest text in bytes, and most texts of a list."""
KEYS = ("model_config", "name", "weight_names")
"""The attributes that are read."""


class Dump:
    """What was found so far."""

    def __init__(self, h5py: Any) -> None:
        self.h5py, self.entries = h5py, 0
        self.items: dict[str, dict[str, Any]] = {}
        self.arrays: dict[str, Any] = {}

    def item(self, item: Any, path: tuple[str, ...], only: str = "") -> None:
        """Take down a group with all that is in it, or what has the one name; or an array.

        Groups in a circle end in a `RecursionError`, and with it the process.
        """
        found: dict[str, Any] = {"texts": {}}
        self.items["/".join(path)] = found
        for key in KEYS:
            if (text := self.texts(item, key)) is not None:
                found["texts"][key] = text
        if isinstance(item, self.h5py.Group):
            found["names"] = [name for name in item if name == (only or name)]
            for name in found["names"]:
                if isinstance(item.get(name, getlink=True), self.h5py.HardLink) and "/" not in name:
                    self.item(item[name], (*path, name))
                else:
                    self.items["/".join((*path, name))] = {"texts": {}, "refused": "a link to another place"}
        elif isinstance(item, self.h5py.Dataset):
            self.array(item, found)

    def array(self, data: Any, found: dict[str, Any]) -> None:
        """Take down an array of floats, or of two bytes of no type, or why it is none."""
        layout, h5d = data.id.get_create_plist().get_layout(), self.h5py.h5d
        if layout not in (h5d.CONTIGUOUS, h5d.COMPACT) or data.external:
            found["refused"] = "not plain: compressed, in pieces, or in another file"
        elif data.size is None or data.size * data.dtype.itemsize != data.id.get_storage_size():
            found["refused"] = "not as large as it says"
        elif data.dtype != np.dtype("V2") and not self.floats(data):
            found["refused"] = f"no array of floats: {data.dtype}"
        elif (entries := self.entries + data.size) > MOST_ENTRIES:
            found["refused"] = "too large"
        else:
            self.entries = entries
            found["array"] = f"a{len(self.arrays)}"
            values = data[()]
            self.arrays[found["array"]] = values.view("<u2") if data.dtype == np.dtype("V2") else values

    def floats(self, data: Any) -> bool:
        """Whether an array's numbers are floats of IEEE 754 of 16, 32 or 64 bits, in either order of bytes."""
        kinds = (getattr(self.h5py.h5t, f"IEEE_F{bits}{order}") for bits in (16, 32, 64) for order in ("LE", "BE"))
        return any(data.id.get_type().equal(kind) for kind in kinds)

    def texts(self, item: Any, key: str) -> str | list[str] | None:
        """Return an attribute that is a text, or a list of texts; None for others."""
        if key not in item.attrs:
            return None
        place = item.attrs.get_id(key)
        count = place.shape[0] if place.shape else 1
        if len(place.shape) > 1 or count > MAX_TEXTS or count * place.dtype.itemsize > MAX_TEXT:
            return None
        found = item.attrs[key]
        parts = found.tolist() if isinstance(found, np.ndarray) else [found]
        texts = [part.decode("utf-8") if isinstance(part, bytes) else part for part in parts]
        if not all(isinstance(part, str) and len(part.encode()) <= MAX_TEXT for part in texts):
            return None
        return texts if isinstance(found, np.ndarray) else texts[0]


def main() -> None:
    """Read the file from the input, write the arrays to the output; the argument is the group that is wanted."""
    import h5py

    mapped = 0  # by then; libraries reserve much of what they never use
    with suppress(OSError):
        mapped = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    for limit, most in (("AS", mapped + BYTES), ("CPU", SECONDS), ("FSIZE", 0), ("CORE", 0)):
        with suppress(OSError, ValueError):
            resource.setrlimit(getattr(resource, f"RLIMIT_{limit}"), (most, most))
    dump = Dump(h5py)
    with h5py.File(io.BytesIO(sys.stdin.buffer.read()), "r") as file:
        dump.item(file, (), sys.argv[1])
    index = np.frombuffer(json.dumps(dump.items).encode(), dtype=np.uint8)
    written = io.BytesIO()
    np.savez(written, index=index, **dump.arrays)
    sys.stdout.buffer.write(written.getvalue())


if __name__ == "__main__":
    main()
