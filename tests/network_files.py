"""Files of networks, written here as other tools write them."""

from __future__ import annotations

import json
import struct
from collections.abc import Sequence
from typing import Any

import numpy as np

CODES = {"F16": "<f2", "F32": "<f4", "F64": "<f8", "BF16": "<u2", "I64": "<i8"}


def packed(tensors: dict[str, tuple[str, Any]], **more: Any) -> bytes:
    """Return the file that holds arrays, each with its type; a bfloat16 as its bits."""
    header: dict[str, Any] = dict(more)
    content = b""
    for name, (kind, values) in tensors.items():
        raw = np.asarray(values, dtype=CODES[kind])
        header[name] = {
            "dtype": kind, "shape": list(raw.shape), "data_offsets": [len(content), len(content) + raw.nbytes],
        }  # fmt: skip
        content += raw.tobytes()
    return framed(json.dumps(header).encode(), content)


def framed(header: bytes, content: bytes = b"") -> bytes:
    return struct.pack("<Q", len(header)) + header + content


def nnet(maps: Any, means: Sequence[str], ranges: Sequence[str], lines: dict[str, str] | None = None) -> str:
    """Return the text of a `.nnet`; `lines` replaces some of its lines."""
    sizes = [len(maps[0][0][0]), *(len(bias) for _, bias in maps)]
    text = {
        "comment": "// written by a test, with the text of a license, and numbers: 3,4,\n//",
        "header": f"{len(maps)},{sizes[0]},{sizes[-1]},{max(sizes)},",
        "sizes": ",".join(map(str, sizes)) + ",",
        "flag": "0,",
        "least": ",".join(["-1.0"] * sizes[0]) + ",",
        "greatest": ",".join(["1e3"] * sizes[0]) + ",",
        "means": ",".join(means) + ",",
        "ranges": ",".join(ranges) + ",",
    }
    rows = [
        line for weights, bias in maps for line in (*(",".join(row) + "," for row in weights), *(f"{b}," for b in bias))
    ]
    text["rows"] = "\n".join(rows)
    return "\n".join({**text, **(lines or {})}.values()) + "\n"
