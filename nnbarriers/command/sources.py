"""Where a network came from: the hashes of its files."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from constructions.files import read_bytes
from constructions.interchange.onnx_files import self_contained

__all__ = ["Source"]


@dataclass(frozen=True)
class Source:
    """Where a network came from: the hash of its file, of other files that hold its weights, and the ONNX, if any."""

    path: Path
    sha256: str
    others: dict[str, str]
    onnx: bytes | None

    @property
    def hashes(self) -> dict[str, str]:
        """The hashes of all files, by their paths."""
        return {str(self.path): self.sha256} | {str(self.path.parent / name): h for name, h in self.others.items()}

    @classmethod
    def of(cls, model: Path) -> Source:
        """Return where a file's network comes from."""
        content = read_bytes(model)
        onnx, others = self_contained(content, model) if model.suffix == ".onnx" else (None, {})
        return cls(model, hashlib.sha256(content).hexdigest(), others, onnx)
