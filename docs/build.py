"""Build the documentation site: `python -m docs.build [FOLDER]`, offline, every warning an error.

A mirror of the repository's pages is assembled, with pages that are generated: the front page, one a result of the
registry, one a file of Rocq or of tests (a heading for each lemma and each test), one a module (from its docstrings),
and the notebooks with their outputs. Sphinx makes the site. Pages that work by themselves are copied as they are.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from docs.front import front
from docs.mathematics import underlined
from docs.places import PACKAGES, ROOT, dotted, put, unbroken
from docs.result_pages import certificates, figure, result_pages, with_steps
from docs.source_pages import module_pages, source_pages

PAGES = ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "tests/README.md", "bench/README.md", "theory/SOURCE_NOTES.md")
TOOLS = {"play": "playground", "duel": "duel", "check": "browser_kernel"}
"""Pages that work by themselves, NAME.html, with the module of nnbarriers.pages whose `page()` they are."""
LITERAL = re.compile(r"(```.*?```|`[^`\n]*`|\]\([^)\n]*\)|^#+ .*?$|<[^>\n]*>)", re.DOTALL | re.MULTILINE)
LINK = re.compile(r"(!?\[[^\]]*\]\()([^)\s#]+)(#[^)\s]*)?\)")
INDEX = re.compile(r"<(sub|sup)>([^<>]*)</\1>")
DRAWN = re.compile(r"!\[([^\]]*)\]\(([^)\s]+\.svg)\)")


def assemble(target: Path) -> None:
    """Write the mirror from which Sphinx builds."""
    shutil.rmtree(target, ignore_errors=True)
    for name in ("conf.py", "site.css"):
        put(target, name if name == "conf.py" else f"_static/{name}", (ROOT / "docs" / name).read_text("utf-8"))
    docs = sorted((ROOT / "docs").glob("*.md"))
    for page in (*(ROOT / name for name in PAGES), *docs, *sorted((ROOT / "proofs_check" / "rocq").glob("*.md"))):
        text = relinked(page.read_text("utf-8"), page.parent, target)
        put(target, page.relative_to(ROOT).as_posix(), with_steps(typeset(text)) if page in docs else typeset(text))
    for name, text in notebook_pages(target):
        put(target, name, text)
    tools = {name: made for name, module in TOOLS.items() if (made := part(module, "page"))}
    for name, made in tools.items():
        put(target, f"extra/{name}.html", made())
    for path in certificates().values():
        put(target, f"extra/results/certificates/{path.name}", path.read_text("utf-8"))
    for name, text in (*result_pages(list(tools)), *source_pages(), *module_pages()):
        put(target, name, text)
    picture = (ROOT / "docs" / "attack.svg").read_text("utf-8")
    put(target, "index.md", front(picture, [f"docs/{page.stem}" for page in docs], list(tools)))


def part(module: str, function: str) -> Callable[[], str] | None:
    """Return a function of a module of nnbarriers.pages, or None if there is none of this name."""
    found = find_spec(f"nnbarriers.pages.{module}")
    return getattr(import_module(found.name), function, None) if found else None


def relinked(text: str, folder: Path, target: Path) -> str:
    """Return a page with links that work in the mirror: notebooks and modules are pages, drawings stand in the page."""

    def drawn(match: re.Match[str]) -> str:
        path = folder / match[2]
        return f"\n{figure(path.read_text('utf-8'))}" if path.is_file() else match[0]

    def replace(match: re.Match[str]) -> str:
        head, link, anchor = match[1], match[2], match[3] or ""
        if "://" in link:
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

    return LINK.sub(replace, DRAWN.sub(drawn, text))


def notebook_pages(target: Path) -> Iterator[tuple[str, str]]:
    """Yield a page for each notebook, and their index."""
    books = sorted((ROOT / "notebooks").glob("*.ipynb"))
    names = "\n".join(book.stem for book in books)
    told = "Every instance is asserted. Run them again with `make notebooks`."
    yield "notebooks/index.md", f"# Notebooks\n\n{told}\n\n```{{toctree}}\n:maxdepth: 1\n{names}\n```\n"
    for book in books:
        text = "\n\n".join(cells(json.loads(book.read_text("utf-8"))))
        yield f"notebooks/{book.stem}.md", relinked(text, book.parent, target)


def cells(book: dict[str, Any]) -> Iterator[str]:
    """Yield the cells of a notebook as Markdown, figures in the page, formulas as MathML."""
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
                yield figure("".join(output["data"]["image/svg+xml"]))
            elif "text/html" in output["data"]:
                yield f'<div class="output">\n{unbroken("".join(output["data"]["text/html"]))}\n</div>'
            else:
                yield f"```text\n{''.join(output['data']['text/plain'])}\n```"


def formulas(text: str) -> str:
    """Return Markdown with MathML for the formulas between dollars, and underlines that are no emphasis elsewhere."""
    from latex2mathml.converter import convert

    def converted(match: re.Match[str]) -> str:
        if match[1]:
            return f'<div class="formula">{convert(match[1], display="block")}</div>'
        return str(convert(match[2].replace("\n", " ")))

    return re.sub(r"\$\$(.+?)\$\$|\$(.+?)\$", converted, text, flags=re.DOTALL)


def typeset(text: str) -> str:
    """Return a page in which underlines are no emphasis, but for code, addresses, headings and tags."""
    while (plain := INDEX.sub(lambda m: f"{'_^'[m[1] == 'sup']}{{{m[2]}}}", text)) != text:  # the innermost first
        text = plain
    parts = LITERAL.split(text)  # every second one is literal
    return "".join(part if place % 2 else underlined(part) for place, part in enumerate(parts))


def main(words: list[str]) -> int:
    """Assemble, build, and say where."""
    folder = Path(words[0]) if words else ROOT / "out" / "site"
    source = folder.parent / f"{folder.name}-source"
    assemble(source)
    if (folder / ".buildinfo").is_file():  # a site: pages that it had and has no longer must not stay
        for page in folder.rglob("*.html"):
            page.unlink()
    command = [
        sys.executable,
        "-m",
        "sphinx",
        "-b",
        "html",
        "-q",
        "-W",
        "--keep-going",
        "-j",
        "auto",
        str(source),
        str(folder),
    ]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}  # conf.py typesets by docs.mathematics
    code = subprocess.run(command, check=False, env=environment).returncode
    if code == 0:
        print(f"{folder}/index.html")
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
