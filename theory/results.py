"""The registry of results: what is claimed, whom it is owed to, what builds it and what supports it.

The entries are in results.toml beside this file.  Nothing in the project claims more than they do.
"""

from __future__ import annotations

import tomllib
from dataclasses import asdict, dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from theory.exact import BarriersError

__all__ = ["EVIDENCE", "MATCHES", "Result", "find", "results"]

MATCHES = ("exact", "stronger", "variant")
EVIDENCE = ("machine-checked", "certificate", "symbolic", "smt", "exhaustive", "property-tested")


@dataclass(frozen=True)
class Result:
    """One entry of the registry; `source` is a full citation, `delta` says how our version differs from it.

    `bibtex` is the source's entry, empty for what is ours alone; `formal` says what is machine-checked, and how it
    differs, and `theorems` names the theorems of Rocq that are checked, as FILE.NAME.
    """

    id: str
    title: str
    statement: str
    source: str
    bibtex: str
    match: str
    delta: str
    builder: str
    proof: str
    certificate: str
    tests: tuple[str, ...]
    evidence: tuple[str, ...]
    formal: str = ""
    theorems: tuple[str, ...] = ()

    @property
    def command(self) -> str:
        """The command that runs the tests that support this result."""
        return f".venv/bin/pytest --result {self.id}"

    def as_json(self) -> dict[str, Any]:
        """Return the entry as a JSON object."""
        lists = {key: list(getattr(self, key)) for key in ("tests", "evidence", "theorems")}
        return {**asdict(self), **lists, "command": self.command}


@cache
def results() -> tuple[Result, ...]:
    """Return all results, in the registry's order; raises `BarriersError` if an entry has the wrong shape.

    >>> [r.id for r in results()][:3]
    ['A0', 'A1', 'A2']
    """
    table = tomllib.loads(files("theory").joinpath("results.toml").read_text("utf-8"))
    return tuple(_entry(entry, table["sources"]) for entry in table["result"])


def find(identifier: str) -> Result:
    """Return the result with this ID; raises `BarriersError` if there is none."""
    for result in results():
        if result.id == identifier:
            return result
    raise BarriersError(
        f"no result is called {identifier!r:.40}; the registry has {', '.join(r.id for r in results())}"
    )


def _entry(entry: dict[str, Any], sources: dict[str, Any]) -> Result:
    name = entry.get("id", "?")
    credited = [entry.get("source"), *entry.get("also", ())]
    if unknown := [source for source in credited if source not in sources]:
        raise BarriersError(f"result {name}: unknown source {unknown[0]!r}")
    if entry.get("match") not in MATCHES:
        raise BarriersError(f"result {name}: match must be one of {', '.join(MATCHES)}")
    if not entry.get("evidence") or not set(entry["evidence"]) <= set(EVIDENCE):
        raise BarriersError(f"result {name}: evidence must be a nonempty list out of {', '.join(EVIDENCE)}")
    if not ("machine-checked" in entry["evidence"]) == bool(entry.get("formal")) == bool(entry.get("theorems")):
        raise BarriersError(f"result {name}: `formal` and `theorems` say what is machine-checked, and only then")
    values = {key: value for key, value in entry.items() if key != "also"} | {"statement": entry["statement"].strip()}
    values["source"] = "; with ".join(sources[source]["cite"] for source in credited)
    values["bibtex"] = "\n\n".join(sources[source]["bibtex"].strip() for source in credited).strip()
    values |= {key: tuple(entry[key]) for key in ("tests", "evidence")}
    values["theorems"] = tuple(entry.get("theorems", ()))
    try:
        return Result(**values)
    except TypeError as error:
        raise BarriersError(f"result {name}: {error}") from None
