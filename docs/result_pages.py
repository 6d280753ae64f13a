"""A page for each result: statement, picture, idea of the proof, its steps, a certificate, code, what it rests on."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from html import escape
from math import ceil
from pathlib import Path
from typing import Any

from docs.dependencies import graph, used_by
from docs.mathematics import underlined
from docs.places import ROOT, slug, unbroken
from nnbarriers.certificates import said
from nnbarriers.drawing import figures
from nnbarriers.pages.typeset import letters
from proofs_check.kernel import check_file
from proofs_check.symbolic import SCOPE
from theory.results import Result, find, results

__all__ = ["CORPUS", "certificates", "figure", "ideas", "result_pages", "steps", "with_steps"]

CORPUS = ROOT / "tests" / "certificates" / "good"
SPELLED = ((r"\bsum_", "Σ_"), (r"\binfinity\b", "∞"), (r"(?<=\d)\*(?=\d)", "·"))
"""Signs that only some statements and reports spell."""
PHONE, LEGIBLE = 360, 9
"""The width of a figure on a phone, and the least size of its letters, in pixels."""
LINE, LONGEST = 76, 28
"""The length of a line of a certificate on its page, and of the texts in it; the file is whole."""


@cache
def steps() -> dict[str, list[dict[str, str]]]:
    """Return the steps of the proofs by result, as docs/steps.toml lists them."""
    return tomllib.loads((ROOT / "docs" / "steps.toml").read_text("utf-8"))


@cache
def ideas() -> dict[str, dict[str, Any]]:
    """Return the idea of each proof in three lines and the name of a certificate, as docs/ideas.toml lists them."""
    return tomllib.loads((ROOT / "docs" / "ideas.toml").read_text("utf-8"))


def certificates() -> dict[str, Path]:
    """Return the certificates that are shown, by result."""
    return {name: CORPUS / f"{e['certificate']}.json" for name, e in ideas().items() if "certificate" in e}


def result_pages(tools: Sequence[str] = ()) -> Iterator[tuple[str, str]]:
    """Yield a page for each result of the registry, and their index; `tools` are the pages that work by themselves."""
    names = "\n".join(f"{result.id}" for result in results())
    told = "An arrow leads from a result to one that uses it. Arrows that follow from others are left out."
    yield (
        "results/index.md",
        f"# Result by result\n\n{told}\n\n{figure(graph())}\n\n```{{toctree}}\n:maxdepth: 1\n{names}\n```\n",
    )
    for result in results():
        yield f"results/{result.id}.md", "\n".join(result_page(result, tools))


def result_page(result: Result, tools: Sequence[str]) -> Iterator[str]:
    """Yield the lines of a result's page."""
    yield f"# {result.id} · {result.title}\n\n:::{{container}} statement\n{plain(result.statement)}\n:::\n"
    if picture := figures.illustration(result.id):
        yield figure(picture.svg)
    yield "## Idea of the proof\n"
    yield from (f"{place}. {underlined(line)}" for place, line in enumerate(ideas()[result.id]["idea"], 1))
    yield f"\n[The whole proof](../{result.proof}).\n"
    yield from steps_of(result)
    yield from certificate(result, tools)
    yield "\n## What it rests on, and what rests on it\n"
    yield f"* **Uses.** {related(result.uses) or 'No other result.'}"
    yield f"* **Used by.** {related(used_by(result.id)) or 'No other result.'}"
    yield "\n## Evidence and source\n"
    yield from evidence(result)
    yield "\n## Code\n"
    yield from (f"* {built(name)}" for name in result.builders)
    yield "\n## Tests\n"
    yield from (f"* [{name}](../{Path(name).with_suffix('.md')})" for name in result.tests)


def plain(text: str) -> str:
    """Return a text of the registry as Markdown, with the letters and signs that it names."""
    for pattern, sign in SPELLED:
        text = re.sub(pattern, sign, text)
    return underlined(escape(letters(text), quote=False)).replace("*", "\\*")


def steps_of(result: Result) -> Iterator[str]:
    """Yield the steps of a proof, each with its lemma and its test."""
    yield "## Steps\n\n:::{container} steps\n\n| step | theorem or lemma in Rocq | test |\n|---|---|---|"
    for step in steps()[result.id]:
        rocq, test = lemma(step.get("rocq", "")), tested(step.get("test", ""))
        told = underlined(escape(step["step"], quote=False)).replace("|", "&#124;")
        yield f"| {told} | {rocq or step['why']} | {test} |"
    yield "\n:::\n"


def evidence(result: Result) -> Iterator[str]:
    """Yield what supports a result, and what it owes to whom."""
    yield f"* **Evidence.** {', '.join(result.evidence)}; run `{result.command}`"
    if result.formal:
        yield f"* **Machine-checked.** {plain(result.formal)} See [the audit](../{audit(result.id)})."
    if "symbolic" in result.evidence:
        yield f"* **Symbolic proofs.** {plain(SCOPE[result.id])}"
    yield f"* **Source.** {plain(result.source)} ({result.match}: {plain(result.delta)})"
    books = ", ".join(f"[{name}](../notebooks/{name}.md)" for name in result.notebooks)
    yield f"* **Notebooks.** {books}"
    yield f"* **To reproduce.** `{result.demonstration}`; to cite, `barriers cite {result.id}`"


def related(names: Sequence[str]) -> str:
    """Return links to results, with their titles."""
    return "; ".join(f"[{name}]({name}.md), {find(name).title}" for name in names)


def certificate(result: Result, tools: Sequence[str]) -> Iterator[str]:
    """Yield a certificate of an instance, with what the kernel says of it now, shortened, and the file."""
    if result.certificate == "none":
        yield "\n## Instances\n"
        yield f"No kind of certificate is about this result. `{result.demonstration}` shows instances, decided exactly."
        return
    path = certificates()[result.id]
    verdict = check_file(path)
    if said(verdict) != "accepted":
        raise SystemExit(f"{path}: {said(verdict)}")
    yield "\n## A certificate\n"
    if verdict.result != result.id:
        yield f"{loan(result, str(verdict.result))}\n"
    yield f"**{verdict.verdict}** by the kernel when this page was built:\n"
    yield from (f"* {plain(line)}" for line in verdict.report)
    tried = ', or <a href="../check.html">in this browser</a>' if "check" in tools else ""
    yield (
        f'\n<a href="certificates/{path.name}" download>{path.name}</a> ({path.stat().st_size:,} bytes, kind '
        f"[`{verdict.kind}`](../docs/certificates.md#kind-{verdict.kind})). Check it with `barriers check {path.name}`"
        f"{tried}. Shortened, it says:\n"
    )
    yield f"```json\n{laid_out(shortened(json.loads(path.read_text('utf-8'))))}\n```"


def loan(result: Result, name: str) -> str:
    """Say of a certificate of another result where this one occurs in it."""
    kinds, _, conditions = result.certificate.partition(" (")
    where = f" ({conditions}" if conditions else ""
    return (
        f"No certificate is of {result.id} itself: it is checked as a part of others, of kind {kinds}{where}."
        f" This one is of [{name}]({name}.md)."
    )


def shortened(value: Any) -> Any:
    """Return JSON with long texts cut and long lists ended by how many entries are left out."""
    if isinstance(value, dict):
        return {key: shortened(inner) for key, inner in value.items()}
    if isinstance(value, list):
        kept = value if len(value) < 5 else [*value[:3], f"… {len(value) - 3} more"]
        return [shortened(inner) for inner in kept]
    return f"{value[:LONGEST]}…" if isinstance(value, str) and len(value) > LONGEST else value


def laid_out(value: Any, margin: str = "") -> str:
    """Return JSON for people: what fits a line in one, else an entry a line."""
    line = json.dumps(value, ensure_ascii=False)
    if len(margin + line) <= LINE or not isinstance(value, dict | list):
        return line
    names = [f"{json.dumps(key)}: " for key in value] if isinstance(value, dict) else [""] * len(value)
    inner = value.values() if isinstance(value, dict) else value
    rows = [f"{margin} {name}{laid_out(part, margin + ' ')}" for name, part in zip(names, inner, strict=True)]
    first, last = "{}" if isinstance(value, dict) else "[]"
    return "\n".join((first, ",\n".join(rows), margin + last))


def figure(svg: str) -> str:
    """Return an SVG picture as a figure of a page of Markdown; one with small letters is scrolled by phones."""
    width = float(re.findall(r'viewBox="0 0 ([\d.]+) ', svg)[0])
    root, *texts = (re.findall(r'font-size="([\d.]+)', tag) for tag in re.findall(r"<(?:svg|text)\b[^>]*>", svg))
    smallest = min((float((own or root or ["16"])[0]) for own in texts), default=LEGIBLE)
    least = ceil(LEGIBLE * width / smallest)
    fine = f' fine" style="--least: {least}px' if least > PHONE else ""
    return f'<figure class="picture{fine}">\n{unbroken(svg)}\n</figure>\n'


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
    told = function.removeprefix("test_").replace("_", " ")
    return name and f"[{told}](../{Path(path).with_suffix('.md')}#{slug(function)})"


def audit(name: str) -> str:
    """Return the section of the audits that quotes the formal statement of a result."""
    for page in ("Audit.md", "Audit-computation.md", "Audit-trust.md", "Audit-recovery.md"):
        text = (ROOT / "proofs_check" / "rocq" / page).read_text("utf-8")
        for heading in re.findall(r"^## (.+)$", text, re.MULTILINE):
            if re.search(rf"\b{name}\b", heading):
                return f"proofs_check/rocq/{page}#{slug(heading)}"
    return "proofs_check/rocq/Audit.md"


def with_steps(text: str) -> str:
    """Return a page of proofs with a link, at each result, to its own page."""
    told = "*[Idea, step by step, certificate](../results/{0}.md).*"
    known = "|".join(result.id for result in results())
    return re.sub(rf"^(#+ ({known}))$", lambda m: f"{m[1]}\n\n{told.format(m[2])}", text, flags=re.MULTILINE)
