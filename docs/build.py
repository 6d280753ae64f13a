"""Build the documentation site: `python docs/build.py [FOLDER]`, offline, every warning an error.

A mirror of the repository's pages is assembled, with pages that are generated: one a result of the registry
(statement, steps of the proof, each linked to the lemma of Rocq or the test behind it), one a file of Rocq or of
tests (a heading for each lemma and each test), one a module (from its docstrings), and the notebooks with their
outputs. Sphinx makes the site.
"""

from __future__ import annotations

import ast
import json
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from html import escape
from itertools import pairwise
from pathlib import Path
from typing import Any

from nnbarriers.pages.typeset import html, indices
from proofs_check.symbolic import SCOPE
from theory.results import Result, results

ROOT = Path(__file__).parents[1]
PAGES = ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "tests/README.md", "bench/README.md", "theory/SOURCE_NOTES.md")
PACKAGES = ("theory", "constructions", "proofs_check", "nnbarriers")
LITERAL = re.compile(r"(```.*?```|`[^`\n]*`|\]\([^)\n]*\)|^#+ .*?$)", re.DOTALL | re.MULTILINE)
LINK = re.compile(r"(!?\[[^\]]*\]\()([^)\s#]+)(#[^)\s]*)?\)")
INDEX = """# Barriers

The executable companion to the theory of what neural-network training cannot do.

```{toctree}
:caption: Start here
README
docs/faq
docs/citing
```

```{toctree}
:caption: Tutorial
:glob:
notebooks/*
```

```{toctree}
:caption: How to
docs/networks
docs/trust
docs/trust-table
docs/problems
docs/algorithms
docs/solvers-search
docs/gallery
docs/trainers
docs/strategies
docs/solvers
docs/solvers-table
docs/peers-table
CONTRIBUTING
```

```{toctree}
:caption: The results, with their proofs
docs/results-A
docs/results-BCD
docs/results-E
docs/results-M
docs/results-T
docs/results-U
docs/results-V
docs/results-X
docs/evaluation
theory/SOURCE_NOTES
```

```{toctree}
:caption: What supports them
:glob:
results/index
sources/index
docs/kernel
docs/certificates
proofs_check/rocq/Audit
proofs_check/rocq/Audit-reals
proofs_check/rocq/Audit-computation
proofs_check/rocq/Audit-trust
proofs_check/rocq/Audit-recovery
proofs_check/rocq/Mutants
tests/README
bench/README
```

```{toctree}
:caption: Reference
:glob:
reference/index
CHANGELOG
```
"""


def assemble(target: Path) -> None:
    """Write the mirror from which Sphinx builds."""
    shutil.rmtree(target, ignore_errors=True)
    pages = [ROOT / name for name in PAGES]
    pages += [*sorted((ROOT / "docs").glob("*.md")), *sorted((ROOT / "proofs_check" / "rocq").glob("*.md"))]
    for page in pages:
        text = relinked(page.read_text("utf-8"), page.parent, target)
        put(
            target, page.relative_to(ROOT).as_posix(), typeset(with_steps(text)) if page.parent.name == "docs" else text
        )
    for book in sorted((ROOT / "notebooks").glob("*.ipynb")):
        text = "\n\n".join(cells(json.loads(book.read_text("utf-8")), book.stem, target))
        put(target, f"notebooks/{book.stem}.md", relinked(text, book.parent, target))
    for name, text in (*result_pages(), *source_pages(), *module_pages()):
        put(target, name, text)
    put(target, "index.md", INDEX)
    shutil.copy(ROOT / "docs" / "conf.py", target)


def put(target: Path, name: str, text: str) -> None:
    """Write one file of the mirror."""
    (target / name).parent.mkdir(parents=True, exist_ok=True)
    (target / name).write_text(text, "utf-8")


def relinked(text: str, folder: Path, target: Path) -> str:
    """Return a page with links that work in the mirror: notebooks and modules are pages, other files are copied."""

    def replace(match: re.Match[str]) -> str:
        head, link, anchor = match[1], match[2], match[3] or ""
        if "://" in link or (target / folder.relative_to(ROOT) / link).is_file():  # made here, a figure of a notebook
            return match[0]
        path = (folder / link).resolve()
        if not path.is_relative_to(ROOT) or not path.exists():
            raise SystemExit(f"{folder}: the link {link} leads nowhere")
        name = path.relative_to(ROOT).as_posix()
        if path.suffix == ".ipynb":
            return f"{head}{link.removesuffix('.ipynb')}.md{anchor})"
        if path.suffix == ".py" and name.split("/")[0] in PACKAGES:
            up = "../" * len(folder.relative_to(ROOT).parts)
            return f"{head}{up}reference/{dotted(path)}.md)"
        if path.suffix != ".md" and path.is_file():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, target / name)
        if path.is_dir():
            return head.removeprefix("!").strip("[](")
        return match[0]

    return LINK.sub(replace, text)


def cells(book: dict[str, Any], stem: str, target: Path) -> Iterator[str]:
    """Yield the cells of a notebook as Markdown, figures as files with their descriptions, formulas as MathML."""
    for cell in book["cells"]:
        source = "".join(cell["source"])
        if cell["cell_type"] == "markdown":
            yield formulas(source)
            continue
        yield f"```python\n{source}\n```"
        for output in cell["outputs"]:
            if "text" in output:
                yield f"```text\n{''.join(output['text']).rstrip()}\n```"
            elif "image/svg+xml" in output["data"]:
                name = f"{stem}-{cell['id']}.svg"
                put(target, f"notebooks/{name}", "".join(output["data"]["image/svg+xml"]))
                yield f"![{''.join(output['data']['text/plain'])}]({name})"
            else:
                yield f"```text\n{''.join(output['data']['text/plain'])}\n```"


def formulas(text: str) -> str:
    """Return Markdown with MathML for the formulas between dollars."""
    from latex2mathml.converter import convert

    text = re.sub(r"\$\$(.+?)\$\$", lambda m: convert(m[1], display="block"), text, flags=re.DOTALL)
    return re.sub(r"\$(.+?)\$", lambda m: convert(m[1].replace("\n", " ")), text, flags=re.DOTALL)


def steps() -> dict[str, list[dict[str, str]]]:
    """Return the steps of the proofs by result, as docs/steps.toml lists them."""
    return tomllib.loads((ROOT / "docs" / "steps.toml").read_text("utf-8"))


def result_pages() -> Iterator[tuple[str, str]]:
    """Yield a page for each result of the registry, and their index."""
    names = "\n".join(f"{r.id}" for r in results())
    yield "results/index.md", f"# Result by result\n\n```{{toctree}}\n:maxdepth: 1\n{names}\n```\n"
    for result in results():
        yield f"results/{result.id}.md", "\n".join(result_page(result))


def result_page(result: Result) -> Iterator[str]:
    """Yield the lines of a result's page."""
    yield f"# {result.id} · {result.title}\n\n<p>{html(result.statement)}</p>\n"
    yield f"* **Source.** {escape(result.source)} ({result.match}: {escape(result.delta)})"
    yield f"* **Proof.** [{result.proof}](../{result.proof})"
    yield f"* **Built by.** {', '.join(map(built, result.builders))}"
    yield f"* **Evidence.** {', '.join(result.evidence)}; run `{result.command}`"
    if result.formal:
        yield f"* **Machine-checked.** {escape(result.formal)} See [the audit](../{audit(result.id)})."
    if "symbolic" in result.evidence:
        yield f"* **Symbolic proofs.** {escape(SCOPE[result.id])}"
    books = ", ".join(f"[{name}](../notebooks/{name}.md)" for name in result.notebooks)
    yield f"* **Notebooks.** {books}"
    yield f"* **To reproduce.** `{result.demonstration}`; to cite, `barriers cite {result.id}`\n"
    if listed := steps().get(result.id):
        yield "## The steps of the proof\n\n| step | theorem or lemma in Rocq | test |\n|---|---|---|"
        for step in listed:
            rocq, test = lemma(step.get("rocq", "")), tested(step.get("test", ""))
            yield f"| {indices(escape(step['step'], quote=False))} | {rocq or step['why']} | {test} |"
    yield "\n## Tests\n"
    for name in result.tests:
        yield f"* [{name}](../{Path(name).with_suffix('.md')})"


def built(name: str) -> str:
    """Return a link to the builder MODULE:NAME."""
    module, _, path = name.partition(":")
    return f"[{name}](../reference/{module}.md#{slug(path)})"


def lemma(name: str) -> str:
    """Return a link to FILE.NAME of Rocq, or to verified/FILE.NAME of the proved checker, or nothing."""
    file, _, statement = name.partition(".")
    place = file if file.startswith("verified/") else f"rocq/{file}"
    return name and f"[{name}](../proofs_check/{place}.md#{slug(statement)})"


def tested(name: str) -> str:
    """Return a link to the test PATH::NAME, or nothing."""
    path, _, function = name.partition("::")
    said = function.removeprefix("test_").replace("_", " ")
    return name and f"[{said}](../{Path(path).with_suffix('.md')}#{slug(function)})"


def with_steps(text: str) -> str:
    """Return a page of proofs with a link, at each result, to the steps of its proof."""
    said = "*[Step by step](../results/{0}.md), with the lemma in Rocq or the test behind each.*"
    known = "|".join(result.id for result in results())
    return re.sub(rf"^(#+ ({known}))$", lambda m: f"{m[1]}\n\n{said.format(m[2])}", text, flags=re.MULTILINE)


def typeset(text: str) -> str:
    """Return a page with its indices typeset, but for code, addresses and headings."""
    parts = LITERAL.split(text)  # every second one is literal
    return "".join(part if place % 2 else indices(part) for place, part in enumerate(parts))


def source_pages() -> Iterator[tuple[str, str]]:
    """Yield a page for each file of Rocq, and for each file of tests that a result names, and their index."""
    rocq = sorted(path for folder in ("rocq", "verified") for path in (ROOT / "proofs_check" / folder).glob("*.v"))
    tests = sorted({ROOT / name for result in results() for name in result.tests})
    tests += sorted({ROOT / s["test"].split("::")[0] for listed in steps().values() for s in listed if "test" in s})
    paths = list(dict.fromkeys([*rocq, *tests]))
    names = [path.relative_to(ROOT).with_suffix("").as_posix() for path in paths]
    listed = "\n".join(f"../{name}" for name in names)
    yield "sources/index.md", f"# Proofs and tests, as they are run\n\n```{{toctree}}\n:maxdepth: 1\n{listed}\n```\n"
    for path, name in zip(paths, names, strict=True):
        text = path.read_text("utf-8")
        starts = statements(text) if path.suffix == ".v" else functions(text)
        yield f"{name}.md", "\n\n".join(source_page(path, text.splitlines(), starts))


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
    yield f"# {path.relative_to(ROOT).as_posix()}"
    cuts = sorted({0, *starts, len(lines)})
    for start, end in pairwise(cuts):
        if start in starts:
            yield f"## {starts[start]}"
        body = "\n".join(lines[start:end]).strip("\n")
        yield f"```{'coq' if path.suffix == '.v' else 'python'}\n{body}\n```"


def audit(name: str) -> str:
    """Return the section of the audits that quotes the formal statement of a result."""
    for page in ("Audit.md", "Audit-computation.md", "Audit-trust.md", "Audit-recovery.md"):
        text = (ROOT / "proofs_check" / "rocq" / page).read_text("utf-8")
        for heading in re.findall(r"^## (.+)$", text, re.MULTILINE):
            if re.search(rf"\b{name}\b", heading):
                return f"proofs_check/rocq/{page}#{slug(heading)}"
    return "proofs_check/rocq/Audit.md"


def slug(heading: str) -> str:
    """Return the anchor of a heading, as GitHub and MyST make it."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def dotted(path: Path) -> str:
    """Return the name of a module."""
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def modules() -> list[Path]:
    """Return the modules that have a page: all with a docstring."""
    found = [path for package in PACKAGES for path in sorted((ROOT / package).rglob("*.py"))]
    return [path for path in found if ast.get_docstring(ast.parse(path.read_text("utf-8")))]


def module_pages() -> Iterator[tuple[str, str]]:
    """Yield a page for each module, and their index."""
    names = "\n".join(dotted(path) for path in modules())
    yield "reference/index.md", f"# Modules\n\n```{{toctree}}\n:maxdepth: 1\n{names}\n```\n"
    for path in modules():
        yield f"reference/{dotted(path)}.md", "\n".join(module_page(path))


def module_page(path: Path) -> Iterator[str]:
    """Yield the lines of a module's page: its docstring, and those of what it exports."""
    tree = ast.parse(path.read_text("utf-8"))
    yield f"# {dotted(path)}\n\n{prose(ast.get_docstring(tree) or '')}\n"
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            yield from entry(node, "")
            if isinstance(node, ast.ClassDef):
                for inner in node.body:
                    if isinstance(inner, ast.FunctionDef) and not inner.name.startswith("_"):
                        yield from entry(inner, f"{node.name}.")


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


def main(words: list[str]) -> int:
    """Assemble, build, and say where."""
    folder = Path(words[0]) if words else ROOT / "out" / "site"
    source = folder.parent / f"{folder.name}-source"
    assemble(source)
    command = [sys.executable, "-m", "sphinx", "-b", "html", "-q", "-W", "--keep-going", str(source), str(folder)]
    code = subprocess.run(command, check=False).returncode
    if code == 0:
        print(f"{folder}/index.html")
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
