"""The results of a sweep: JSON lines, appended one at a time and synced, and certificates named by their SHA-256.

Whatever ends the process, what has been appended stays: a last line that was torn is cut off when the file is opened
again, and its task is done again.
"""

from __future__ import annotations

import fcntl
import json
import os
from pathlib import Path
from types import TracebackType
from typing import Any

from constructions.certificates import canonical
from constructions.files import write_text
from theory.exact import BarriersError

__all__ = ["Store"]


class Store:
    """An append-only file of records, locked while it is open; `records` are by task, the last of each counts.

    Raises `BarriersError` if the file is in use, is not one of records, or cannot be read or written.
    """

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path)
        self.folder = self.path.with_name(f"{self.path.name}.certificates")
        self.records: dict[str, dict[str, Any]] = {}

    def __enter__(self) -> Store:
        try:
            if self.path.exists() and not self.path.is_file():
                raise BarriersError(f"{self.path}: not a regular file")
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self.handle = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
        except OSError as error:
            raise BarriersError(f"{self.path}: cannot be written ({error.strerror})") from None
        try:
            fcntl.flock(self.handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            self._load()
        except BlockingIOError:
            os.close(self.handle)
            raise BarriersError(f"{self.path}: another sweep is writing it") from None
        except BaseException:
            os.close(self.handle)
            raise
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if not self.end:
            self.path.unlink(missing_ok=True)
        os.close(self.handle)

    def _load(self) -> None:
        """Read all records; cut off a torn last line."""
        content = self.path.read_bytes()
        whole = content.rfind(b"\n") + 1
        for number, line in enumerate(content[:whole].splitlines(), 1):
            try:
                record = json.loads(line)
                self.records[record["task"]] = record
                if record["status"] not in ("done", "open", "failed"):
                    raise KeyError
            except (ValueError, KeyError, TypeError):
                raise BarriersError(f"{self.path}: line {number} is no record of a sweep") from None
        self.torn = len(content) - whole
        self.end = whole
        os.ftruncate(self.handle, whole)

    def add(self, record: dict[str, Any], certificate: str | None) -> None:
        """Append a record, after its certificate, and sync; raises `BarriersError`, leaving no torn line, if not."""
        if certificate is not None and "certificate" in record:
            where = self.folder / f"{record['certificate']}.json"
            if not where.exists():
                write_text(where, certificate)
        line = canonical(record).encode()
        try:
            written = os.pwrite(self.handle, line, self.end)
            while written < len(line):
                written += os.pwrite(self.handle, line[written:], self.end + written)
            os.fsync(self.handle)
        except OSError as error:
            os.ftruncate(self.handle, self.end)
            raise BarriersError(
                f"{self.path}: cannot be written ({error.strerror}); the {len(self.records)} results in it are safe,"
                " run the sweep again to go on"
            ) from None
        self.end += len(line)
        self.records[record["task"]] = record
