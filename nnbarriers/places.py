"""Where the things are that the registry names: files and lines, found by reading the sources and importing nothing."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from theory.exact import BarriersError

__all__ = ["ROOT", "Place", "builder_place", "theorem_place"]

ROOT = Path(__file__).parents[1]
"""The folder in which the packages lie; in the repository also tests, notebooks, proofs in words and Rocq's sources."""
ROCQ = "proofs_check/rocq"


@dataclass(frozen=True)
class Place:
    """A builder or a theorem: its `name`, its `file`, relative to `ROOT`, its `line`, its docstring.

    File and line are None if the file is not installed.
    """

    name: str
    file: str | None = None
    line: int | None = None
    doc: str = ""

    def __str__(self) -> str:
        return f"{self.file}:{self.line}" if self.file else self.name

    def as_json(self) -> dict[str, str | int | None]:
        """Return name, file and line as a JSON object."""
        return {"name": self.name, "file": self.file, "line": self.line}


def builder_place(builder: str) -> Place:
    """Return where MODULE:NAME or MODULE:CLASS.METHOD is defined; raises `BarriersError` if it is not.

    >>> builder_place("theory.layers:piece_bound").file
    'theory/layers.py'
    """
    module, _, name = builder.partition(":")
    file = f"{module.replace('.', '/')}.py"
    found: ast.AST | None = _module(ROOT / file)
    for word in name.split("."):
        body = getattr(found, "body", ()) if isinstance(found, ast.Module | ast.ClassDef) else ()
        named = (n for n in body if isinstance(n, ast.FunctionDef | ast.ClassDef) and n.name == word)
        found = next(named, None)
    if not isinstance(found, ast.FunctionDef | ast.ClassDef):
        raise BarriersError(f"{builder}: {file} defines no such function, class or method")
    return Place(builder, file, found.lineno, ast.get_docstring(found) or "")


def theorem_place(theorem: str) -> Place:
    """Return where FILE.NAME is stated, without file and line if Rocq's sources are not installed.

    Raises `BarriersError` if the file is there and does not state it.

    >>> theorem_place("Networks.A0_pieces").name
    'Networks.A0_pieces'
    """
    stem, _, name = theorem.partition(".")
    path = ROOT / ROCQ / f"{stem}.v"
    if not (ROOT / ROCQ / "_CoqProject").is_file():
        return Place(theorem)
    text = path.read_text("utf-8") if path.is_file() else ""
    if not (found := re.search(rf"^(?:Theorem|Lemma|Corollary) {re.escape(name)}\b", text, re.MULTILINE)):
        raise BarriersError(f"{theorem}: {ROCQ}/{stem}.v states no such theorem")
    return Place(theorem, f"{ROCQ}/{stem}.v", text.count("\n", 0, found.start()) + 1)


@cache
def _module(path: Path) -> ast.Module | None:
    """The syntax tree of a module, or None if there is no such file."""
    return ast.parse(path.read_text("utf-8")) if path.is_file() else None
