"""From a file to a verdict."""

from __future__ import annotations

from typing import Any, NamedTuple

from tests.kernel.second import defeat, networks
from tests.kernel.second.form import Document, Malformed, Unsupported, members

CHECKS = {
    ("instability", "A3"): networks.instability,
    ("instability", "A4"): networks.instability,
    ("stability", "A5"): networks.stability,
    ("defeat", "J"): defeat.defeat,
    ("defeat", "K"): defeat.defeat,
    ("defeat", "W"): defeat.defeat,
}


class Verdict(NamedTuple):
    """What is said about a file, and the condition that failed if one did."""

    verdict: str
    condition: str | None


def check_bytes(data: bytes) -> Verdict:
    """Return the verdict about a file's content."""
    try:
        failed = _first_failure(Document(data))
    except Malformed:
        return Verdict("malformed", None)
    except Unsupported:
        return Verdict("unsupported", None)
    return Verdict("rejected", failed) if failed else Verdict("accepted", None)


def _first_failure(document: Document) -> str | None:
    schema, kind, result, claim, witness = members(document.value, "schema kind result claim witness")
    known: Any = CHECKS.get((kind, result)) if type(kind) is type(result) is str else None
    if schema != "barriers/1" or known is None:
        raise Unsupported
    conditions = known(document, result, claim, witness)
    return next((name for name, holds in conditions if not holds), None)
