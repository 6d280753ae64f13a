"""The results of a sweep: JSON lines, appended one at a time and synced, and certificates named by their SHA-256.

Whatever ends the process, what has been appended stays: a last line that was torn is cut off before the next one is
appended, and its task is done again.  A file that holds anything else is left as it is.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import re
from pathlib import Path
from types import TracebackType
from typing import Any

from constructions.certificates import canonical
from constructions.files import write_text
from nnbarriers.sweeps.problems import ABOUT_PROBLEMS, is_told
from nnbarriers.sweeps.spec import PARAMETERS, Task
from theory.exact import BarriersError

__all__ = ["Store"]

HEADS = (b'{"certificate":"', b'{"numbers":{', b'{"parameters":{')
"""How the canonical line of a record may begin."""
DESCRIPTION = {"parameters", "replicate", "result", "root", "seed", "status", "task"}
SHA256 = re.compile(r"[0-9a-f]{64}")


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
            while not self._open():
                os.close(self.handle)
        except BlockingIOError:
            os.close(self.handle)
            raise BarriersError(f"{self.path}: another sweep is writing it") from None
        except OSError as error:
            raise BarriersError(f"{self.path}: cannot be written ({error.strerror})") from None
        try:
            self._load()
        except BaseException:
            os.close(self.handle)
            raise
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self.created and not self.end and self._named():
            self.path.unlink(missing_ok=True)
        os.close(self.handle)

    def _open(self) -> bool:
        """Open and lock the file; False if another sweep, which ended meanwhile, has taken it away."""
        flags = os.O_RDWR | os.O_CREAT | os.O_CLOEXEC
        try:
            self.handle, self.created = os.open(self.path, flags | os.O_EXCL, 0o666), True
        except FileExistsError:
            self.handle, self.created = os.open(self.path, flags, 0o666), False
        fcntl.flock(self.handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return self._named()

    def _named(self) -> bool:
        """Whether the file that is open is still the one of this name."""
        try:
            return os.path.samestat(os.fstat(self.handle), self.path.stat())
        except FileNotFoundError:
            return False

    def _load(self) -> None:
        """Read all records; a last line without its end must be the beginning of one."""
        content = self.path.read_bytes()
        self.end = content.rfind(b"\n") + 1
        lines = content[: self.end].split(b"\n")[:-1]
        for number, line in enumerate(lines, 1):
            try:
                record = _record(line)
            except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
                raise BarriersError(f"{self.path}: line {number} is no record of a sweep") from None
            self.records[record["task"]] = record
        tail = content[self.end :]
        self.torn = bool(tail)
        if not tail.isascii() or not any(tail.startswith(head) or head.startswith(tail) for head in HEADS):
            raise BarriersError(f"{self.path}: line {len(lines) + 1} is no record of a sweep, nor the beginning of one")

    def stands(self, task: str) -> bool:
        """Whether there is a record of a task and, if it names a certificate, the file of that SHA-256."""
        record = self.records.get(task, {})
        return bool(record) and ("certificate" not in record or self._kept(record["certificate"]))

    def _kept(self, digest: str) -> bool:
        try:
            return hashlib.sha256((self.folder / f"{digest}.json").read_bytes()).hexdigest() == digest
        except OSError:
            return False

    def _keep(self, digest: str, certificate: str) -> None:
        """Write a certificate and sync it, so that no record on the disk names one that is not."""
        new = not self.folder.exists()
        where = self.folder / f"{digest}.json"
        write_text(where, certificate)
        for path in (where, self.folder, *([self.folder.parent] if new else [])):
            handle = os.open(path, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)

    def add(self, record: dict[str, Any], certificate: str | None) -> None:
        """Append a record, after its certificate, and sync; raises `BarriersError`, leaving no torn line, if not."""
        if certificate is not None and "certificate" in record and not self._kept(record["certificate"]):
            try:
                self._keep(record["certificate"], certificate)
            except (BarriersError, OSError) as error:
                raise self._stopped(str(error)) from None
        line = canonical(record).encode()
        try:
            if self.torn:
                os.ftruncate(self.handle, self.end)
                self.torn = False
            written = os.pwrite(self.handle, line, self.end)
            while written < len(line):
                written += os.pwrite(self.handle, line[written:], self.end + written)
            os.fsync(self.handle)
        except OSError as error:
            os.ftruncate(self.handle, self.end)
            raise self._stopped(f"{self.path}: cannot be written ({error.strerror})") from None
        self.end += len(line)
        self.records[record["task"]] = record

    def _stopped(self, why: str) -> BarriersError:
        return BarriersError(
            f"{why}; the {len(self.records)} results in {self.path} are safe, run the sweep again to go on"
        )


def _constant(name: str) -> float:
    raise ValueError(name)


def _record(line: bytes) -> dict[str, Any]:
    """Return the record of a line; raises one of many errors unless it is whole, and its name and seed its task's."""
    record: dict[str, Any] = json.loads(line, parse_constant=_constant)
    parameters = tuple((k, tuple(v) if isinstance(v, list) else v) for k, v in record["parameters"].items())
    about = "problem" if record["result"] in ABOUT_PROBLEMS else "trainer"
    task = Task(record["result"], record[about], parameters, record["replicate"], record["root"])
    known = (task.result in PARAMETERS or about == "problem") and isinstance(task.trainer, str)
    if record["status"] == "failed":
        told = {"reason"}
        known = known and isinstance(record["reason"], str)
    else:
        told = {"numbers"} | ({"certificate"} & record.keys())
        known = known and record["status"] in ("done", "open") and isinstance(record["numbers"], dict)
        if about == "problem":
            known = known and is_told(task.result, record["numbers"], record["status"], "certificate" in told)
        if "certificate" in told or (task.result, record["status"]) == ("A", "done"):
            known = known and SHA256.fullmatch(record["certificate"]) is not None
    if (
        not known
        or record.keys() != DESCRIPTION | {about} | told
        or (record["task"], record["seed"]) != (task.name, task.seed)
    ):
        raise ValueError
    return record
