"""Pages of the site that are made of sources: files of Rocq and of tests, statement by statement, and modules."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from html import escape
from itertools import pairwise
from pathlib import Path

from docs.places import PACKAGES, ROOT, dotted
from docs.result_pages import steps
from theory.results import results

__all__ = ["module_pages", "prose", "source_pages"]

ORPHAN = "---\norphan: true\n---\n"
"""A page that is in no table of contents, and so in no page's navigation: it is reached from an index and by links."""


def source_pages() -> Iterator[tuple[str, str]]:
    """Yield a page for each file of Rocq, and for each file of tests that a result names, and their index."""
    rocq = sorted(path for folder in ("rocq", "verified") for path in (ROOT / "proofs_check" / folder).glob("*.v"))
    tests = sorted({ROOT / name for result in results() for name in result.tests})
    tests += sorted({ROOT / s["test"].split("::")[0] for listed in steps().values() for s in listed if "test" in s})
    paths = list(dict.fromkeys([*rocq, *tests]))
    parts = {"Proofs in Rocq": rocq, "Tests": paths[len(rocq) :]}
    yield (
        "sources/index.md",
        "# Proofs and tests, as they are run\n\n" + "\n\n".join(listed(*part) for part in parts.items()),
    )
    for path in paths:
        text = path.read_text("utf-8")
        starts = statements(text) if path.suffix == ".v" else functions(text)
        name = path.relative_to(ROOT).with_suffix("").as_posix()
        yield f"{name}.md", ORPHAN + "\n\n".join(source_page(path, text.splitlines(), starts))


def listed(title: str, paths: list[Path]) -> str:
    """Return links to the pages of files, with a heading."""
    names = [path.relative_to(ROOT).with_suffix("").as_posix() for path in paths]
    return f"## {title}\n\n" + "\n".join(f"* [{name}](../{name}.md)" for name in names)


def statements(text: str) -> dict[int, str]:
    """Return the lines on which theorems, lemmas and corollaries begin, with their names."""
    found = (re.match(r"(?:Theorem|Lemma|Corollary) (\w+)", line) for line in text.splitlines())
    return {number: match[1] for number, match in enumerate(found) if match}


def functions(text: str) -> dict[int, str]:
    """Return the lines on which tests begin, with their names."""
    nodes = [n for n in ast.parse(text).body if isinstance(n, ast.FunctionDef) and n.name.startswith("test_")]
    return {min([n.lineno, *(d.lineno for d in n.decorator_list)]) - 1: n.name for n in nodes}


def source_page(path: Path, lines: list[str], starts: dict[int, str]) -> Iterator[str]:
    """Yield a file in pieces, each under the name of the statement or test with which it begins."""
    yield f"# {breakable(path.relative_to(ROOT).as_posix())}"
    cuts = sorted({0, *starts, len(lines)})
    for start, end in pairwise(cuts):
        if start in starts:
            yield f"## {starts[start]}"
        body = "\n".join(lines[start:end]).strip("\n")
        yield f"```{'coq' if path.suffix == '.v' else 'python'}\n{body}\n```"


def modules() -> list[Path]:
    """Return the modules that have a page: all with a docstring."""
    found = [path for package in PACKAGES for path in sorted((ROOT / package).rglob("*.py"))]
    return [path for path in found if docstring(path)]


def docstring(path: Path) -> str:
    """Return a module's docstring, or nothing."""
    return ast.get_docstring(ast.parse(path.read_text("utf-8"))) or ""


def module_pages() -> Iterator[tuple[str, str]]:
    """Yield a page for each module, and their index, by package."""
    found = modules()
    lines = ["# Modules"]
    for package in PACKAGES:
        lines.append(f"\n## {package}\n")
        for path in found:
            if path.relative_to(ROOT).parts[0] == package:
                lines.append(f"* [{dotted(path)}]({dotted(path)}.md) – {prose(first(docstring(path)))}")
    yield "reference/index.md", "\n".join(lines)
    for path in found:
        yield f"reference/{dotted(path)}.md", ORPHAN + "\n".join(module_page(path))


def first(text: str) -> str:
    """Return the first paragraph of a docstring."""
    return " ".join(text.partition("\n\n")[0].split())


def module_page(path: Path) -> Iterator[str]:
    """Yield the lines of a module's page: its docstring, and those of what it exports."""
    tree = ast.parse(path.read_text("utf-8"))
    yield f"# {breakable(dotted(path))}\n\n{prose(ast.get_docstring(tree) or '')}\n"
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            yield from entry(node, "")
            if isinstance(node, ast.ClassDef):
                for inner in node.body:
                    if isinstance(inner, ast.FunctionDef) and not inner.name.startswith("_"):
                        yield from entry(inner, f"{node.name}.")


def breakable(name: str) -> str:
    """Return a name that may be broken after . / _ and before capitals, where a zero-width space is put."""
    return re.sub(r"(?<=[._/])|(?<=[a-z])(?=[A-Z])", "\u200b", name)


def entry(node: ast.FunctionDef | ast.ClassDef, prefix: str) -> Iterator[str]:
    """Yield the heading, signature and docstring of a function or class."""
    text = ast.get_docstring(node)
    if text is None:
        return
    yield f"{'##' if not prefix else '###'} {prefix}{node.name}\n"
    if isinstance(node, ast.FunctionDef):
        returns = f" -> {ast.unparse(node.returns)}" if node.returns else ""
        yield f"```python\n{prefix}{node.name}({ast.unparse(node.args)}){returns}\n```\n"
    yield f"{prose(text)}\n"


def prose(text: str) -> str:
    """Return a docstring as Markdown: paragraphs literally, doctests as code."""
    parts = []
    for block in re.split(r"\n\s*\n", text):
        if block.lstrip().startswith(">>>"):
            parts.append(f"```python\n{block}\n```")
        else:
            parts.append(re.sub(r"`([^`]*)`", r"<code>\1</code>", escape(block, quote=False)))
            parts[-1] = re.sub(r"([\\*_\[\]|#$~^{}])", r"\\\1", parts[-1])
    return "\n\n".join(parts)
