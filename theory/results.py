"""The registry of results: what is claimed, whom it is owed to, what builds it and what supports it.

The entries are in results.toml beside this file.  Nothing in the project claims more than they do.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import asdict, dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from theory.exact import BarriersError, Brief

__all__ = ["EVIDENCE", "MATCHES", "Result", "find", "results"]

MATCHES = ("exact", "stronger", "variant")
EVIDENCE = ("machine-checked", "certificate", "symbolic", "smt", "exhaustive", "property-tested")
BUILDER = re.compile(r"[a-z_]\w*(\.[a-z_]\w*)*:[A-Za-z_]\w*(\.[A-Za-z_]\w*)*")
"""MODULE:NAME, or MODULE:CLASS.METHOD."""
LISTS = ("builders", "tests", "notebooks", "evidence", "theorems", "uses")
"""The keys whose values are lists of strings."""
SPARED = ("theorems", "uses")
"""Those that may be left out; no other list may be empty."""


@dataclass(frozen=True, repr=False)
class Result(Brief):
    """One entry of the registry; `source` is a full citation, `delta` says how our version differs from it.

    `words` go on where the title ends, for a table. `bibtex` is the source's entry, empty for what is ours alone.
    `builders` is all the code that builds or computes what the result speaks of, as MODULE:NAME. `formal` says what is
    machine-checked, and how it differs, and `theorems` names the theorems of Rocq that are checked, as FILE.NAME.
    `uses` names the results on which its statement or its proof rests.
    """

    id: str
    title: str
    words: str
    statement: str
    source: str
    bibtex: str
    match: str
    delta: str
    builders: tuple[str, ...]
    proof: str
    certificate: str
    tests: tuple[str, ...]
    notebooks: tuple[str, ...]
    evidence: tuple[str, ...]
    formal: str = ""
    theorems: tuple[str, ...] = ()
    uses: tuple[str, ...] = ()

    @property
    def told(self) -> str:
        """The ID and the title."""
        return f"{self.id}, {self.title}"

    @property
    def command(self) -> str:
        """The command that runs the tests that support this result."""
        return f".venv/bin/pytest --result {self.id}"

    @property
    def demonstration(self) -> str:
        """The command that shows an instance of this result."""
        return f"barriers demonstrate {self.id}"

    def as_json(self) -> dict[str, Any]:
        """Return the entry as a JSON object."""
        lists = {key: list(getattr(self, key)) for key in LISTS}
        return {**asdict(self), **lists, "command": self.command, "demonstration": self.demonstration}


@cache
def results() -> tuple[Result, ...]:
    """Return all results, in the registry's order; raises `BarriersError` if an entry has the wrong shape.

    >>> [r.id for r in results()][:3]
    ['A0', 'A1', 'A2']
    """
    return _read(files("theory").joinpath("results.toml").read_text("utf-8"))


def find(identifier: str) -> Result:
    """Return the result with this ID; raises `BarriersError` if there is none."""
    for result in results():
        if result.id == identifier:
            return result
    raise BarriersError(
        f"no result is called {identifier!r:.40}; the registry has {', '.join(r.id for r in results())}"
    )


def _read(text: str) -> tuple[Result, ...]:
    """Return the results that a registry lists; raises `BarriersError` if an entry has the wrong shape."""
    table = tomllib.loads(text)
    return tuple(_entry(entry, table["sources"]) for entry in table["result"])


def _lists(entry: dict[str, Any]) -> dict[str, tuple[str, ...]]:
    """Return an entry's lists; raises `BarriersError` unless they are lists of different strings, not empty."""
    name, found = entry.get("id", "?"), {}
    for key in LISTS:
        values = entry.get(key, [] if key in SPARED else None)
        if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
            raise BarriersError(f"result {name}: {key} must be a list of strings, got {values!r:.60}")
        if key not in SPARED and not values:
            raise BarriersError(f"result {name}: {key} must not be empty")
        if again := [value for value in values if values.count(value) > 1]:
            raise BarriersError(f"result {name}: {key} names {again[0]} twice")
        found[key] = tuple(values)
    if wrong := [value for value in found["builders"] if not BUILDER.fullmatch(value)]:
        raise BarriersError(f"result {name}: a builder is named as MODULE:NAME, got {wrong[0]!r:.60}")
    return found


def _entry(entry: dict[str, Any], sources: dict[str, Any]) -> Result:
    name = entry.get("id", "?")
    credited = [entry.get("source"), *entry.get("also", ())]
    if unknown := [source for source in credited if source not in sources]:
        raise BarriersError(f"result {name}: unknown source {unknown[0]!r}")
    if entry.get("match") not in MATCHES:
        raise BarriersError(f"result {name}: match must be one of {', '.join(MATCHES)}")
    lists = _lists(entry)
    if not set(lists["evidence"]) <= set(EVIDENCE):
        raise BarriersError(f"result {name}: evidence must be out of {', '.join(EVIDENCE)}")
    if not ("machine-checked" in entry["evidence"]) == bool(entry.get("formal")) == bool(entry.get("theorems")):
        raise BarriersError(f"result {name}: `formal` and `theorems` say what is machine-checked, and only then")
    values = {key: value for key, value in entry.items() if key != "also"} | lists
    values["statement"] = entry["statement"].strip()
    values["source"] = "; with ".join(sources[source]["cite"] for source in credited)
    values["bibtex"] = "\n\n".join(sources[source]["bibtex"].strip() for source in credited).strip()
    try:
        return Result(**values)
    except TypeError as error:
        raise BarriersError(f"result {name}: {error}") from None
