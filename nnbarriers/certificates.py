"""Certificates and what the kernel says of them: `check`, and the objects `Certificate` and `Check`.

This module loads nothing but the kernel, which is all that checking needs.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from nnbarriers.showing import one_line, table
from proofs_check.kernel import Verdict, check_bytes, check_file
from theory.exact import BarriersError, shown

__all__ = ["Certificate", "Check", "MayBeCertified", "check", "said"]

MOST_PATH, MOST_READ = 4096, 2**26


def said(verdict: Verdict) -> str:
    """Return a kernel's verdict in words: accepted, vacuous (accepted, but it shows nothing), or what is wrong.

    >>> said(Verdict("accepted", ("checked: x minimises",))), said(Verdict("accepted", ("vacuous: nothing fails",)))
    ('accepted', 'vacuous')
    """
    if verdict.verdict != "accepted":
        return f"{verdict.verdict}: {verdict.report[0]}"
    return "vacuous" if verdict.report[0].startswith("vacuous: ") else "accepted"


@dataclass(frozen=True, repr=False)
class Check:
    """What the kernel says of one certificate; true if and only if it is accepted.

    `verdict` is "accepted", "vacuous" (the claim holds and shows nothing), "rejected", "malformed" or "unsupported".
    """

    kernel: Verdict

    def __bool__(self) -> bool:
        return self.accepted

    def __repr__(self) -> str:
        name = f", sha256 {self.sha256[:8]}…" if self.sha256 else ""
        why = "" if self.accepted else f" ({self.condition or self.report[0]:.60})"
        return one_line(f"<Check: {self.verdict}{f' as {self.result}' if self.result else ''}{why}{name}>")

    def _repr_html_(self) -> str:
        rows = [("result", self.result or "—"), ("kind", self.kind or "—"), ("SHA-256", self.sha256 or "—")]
        return table(f"Check: {self.verdict}", [*rows, *(("report", line) for line in self.report)])

    @property
    def accepted(self) -> bool:
        """Whether the claim holds, vacuous or not."""
        return self.kernel.verdict == "accepted"

    @property
    def verdict(self) -> str:
        """The verdict in one word."""
        return said(self.kernel).partition(":")[0]

    @property
    def report(self) -> tuple[str, ...]:
        """What was checked, line by line, or what is wrong."""
        return self.kernel.report

    @property
    def condition(self) -> str | None:
        """The ID of the condition that failed."""
        return self.kernel.condition

    @property
    def result(self) -> str | None:
        """The ID of the result that is certified."""
        return self.kernel.result

    @property
    def kind(self) -> str | None:
        """The kind of the certificate."""
        return self.kernel.kind

    @property
    def sha256(self) -> str | None:
        """The name of the certificate for citation."""
        return self.kernel.sha256


@dataclass(frozen=True, repr=False)
class Certificate(Mapping[str, Any]):
    """A claim with its witness, as canonical JSON `text`: read like a dict, checked by the kernel, written to a file.

    What is read out of it is a copy, so that nothing changes it once it is made.
    """

    text: str

    def __post_init__(self) -> None:
        if not isinstance(self.text, str):
            raise BarriersError(f"a certificate is made of its JSON text, got {type(self.text).__name__}")

    @classmethod
    def of(cls, body: dict[str, Any]) -> Certificate:
        """Return the certificate that is this JSON object."""
        from constructions.certificates import canonical

        return cls(canonical(body))

    @property
    def body(self) -> dict[str, Any]:
        """The JSON object, a new one every time; raises `BarriersError` if the text is none."""
        try:
            found = json.loads(self.text)
        except ValueError as error:
            raise BarriersError(f"the certificate is no JSON: {error}") from None
        if not isinstance(found, dict):
            raise BarriersError(f"a certificate is a JSON object, this is a {type(found).__name__}")
        return found

    def __getitem__(self, key: str) -> Any:
        return self.body[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self.body)

    def __len__(self) -> int:
        return len(self.body)

    def __repr__(self) -> str:
        return f"<Certificate of {self.check.result}, {self.check.verdict}, sha256 {self.sha256[:8]}…>"

    def _repr_html_(self) -> str:
        return self.check._repr_html_()

    @cached_property
    def check(self) -> Check:
        """What the kernel says of it."""
        return Check(check_bytes(self.text.encode()))

    @property
    def sha256(self) -> str:
        """The name of the certificate for citation."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    def save(self, path: str | os.PathLike[str]) -> Path:
        """Write the certificate, whole or not at all, to a file ending in .json, and return its path.

        Raises `BarriersError` for another ending, in place of a file that is no certificate, and if it cannot be
        written.
        """
        from constructions.files import write_text

        where = certificate_path(path)
        if os.path.exists(where) and not _is_certificate(where):  # noqa: PTH110 (False for names that no file can have)
            raise BarriersError(f"{where} is there and is no certificate: give another name, or remove it first")
        write_text(where, self.text)
        return where


def _is_certificate(path: Path) -> bool:
    """Whether a file looks like a certificate, which another may replace."""
    try:
        with path.open("rb") as stream:
            return re.search(rb'"schema":"barriers/\d+"', stream.read(MOST_READ)) is not None
    except OSError:
        return False


class MayBeCertified:
    """A result that has a certificate which the kernel accepts, or says why it has none."""

    def written(self) -> dict[str, Any]:
        """Return the certificate as it is written; raises `BarriersError` with the reason if there is none."""
        raise NotImplementedError

    @cached_property
    def _certified(self) -> tuple[Certificate | None, str]:
        try:
            certificate = Certificate.of(self.written())
        except BarriersError as error:
            return None, str(error)
        if not certificate.check:
            return None, f"the kernel says {certificate.check.verdict}: {certificate.check.report[0]}"
        return certificate, ""

    @property
    def certificate(self) -> Certificate | None:
        """The certificate, accepted by the kernel; None where there is none: `uncertified` says why."""
        return self._certified[0]

    @property
    def uncertified(self) -> str:
        """Why there is no certificate; empty where there is one."""
        return self._certified[1]

    def save(self, path: str | os.PathLike[str]) -> Path:
        """Write the certificate to a file ending in .json; raises `BarriersError` with the reason if there is none."""
        if self.certificate is None:
            raise BarriersError(f"no certificate: {self.uncertified}")
        return self.certificate.save(path)


def certificate_path(path: str | os.PathLike[str]) -> Path:
    """Return the path of a certificate that is to be written; raises `BarriersError` unless it ends in .json."""
    where = named_path(path, "save(path)")
    if where.suffix != ".json":
        raise BarriersError(f"{where}: a certificate is written to a file ending in .json")
    return where


def named_path(path: Any, what: str) -> Path:
    """Return a path; raises `BarriersError` for anything that is none."""
    try:
        text = os.fspath(path)
    except Exception:
        text = ""
    if not isinstance(text, str) or not 0 < len(text) <= MOST_PATH or "\0" in text or not _encodes(text):
        raise BarriersError(f"{what} takes the path of a file, got {type(path).__name__} {shown(path)}")
    return Path(text)


def _encodes(text: str) -> bool:
    """Whether a text can be the name of a file."""
    try:
        return bool(os.fsencode(text))
    except UnicodeEncodeError:
        return False


def check(certificate: Any) -> Check:
    """Have the kernel check a certificate: a file, a certificate, or anything that has one.

    Parameters: `certificate`, the path of a file; or a `Certificate`; or what `attack`, `stabilise`, `defeat` or
    `recover` returned. Returns a `Check`, which is true if and only if the certificate is accepted. A file that cannot
    be read is "unsupported", not an error. Raises `BarriersError` for a folder, and for other objects.

    See also: `barriers check`, which takes folders; docs/certificates.md, the conditions.

    >>> import nnbarriers as nb
    >>> found = nb.check("no such file.json")
    >>> bool(found), found.verdict
    (False, 'unsupported')
    """
    if isinstance(certificate, Certificate):
        return Check(check_bytes(certificate.text.encode()))
    if isinstance(certificate, str | os.PathLike):
        path = named_path(certificate, "check")
        if os.path.isdir(path):  # noqa: PTH112 (False, no error, for names that no file can have)
            raise BarriersError(
                f"{path} is a folder: check its files one by one, for instance [nb.check(p) for p in"
                " Path(...).rglob('*.json')], or all at once with the command `barriers check`"
            )
        return Check(check_file(path))
    if isinstance(inner := getattr(certificate, "certificate", None), Certificate):
        return check(inner)
    raise BarriersError(
        "check takes the path of a file, a certificate, or a result that has one,"
        f" got {type(certificate).__name__}{_why(certificate)}"
    )


def _why(result: Any) -> str:
    """Say why a result has no certificate, if it says so."""
    reason = getattr(result, "uncertified", None)
    return f", which has none: {reason}" if isinstance(reason, str) and reason else ""
