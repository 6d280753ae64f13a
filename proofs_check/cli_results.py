"""The commands `barriers results` and `barriers cite`: what is claimed, what supports it, and how to cite it."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from importlib.metadata import version
from pathlib import Path

import click
from rich.text import Text

from constructions.files import read_bytes, strict_json
from proofs_check.console import JSON, err, exit_codes, out, tell
from proofs_check.evidence import FILE, Evidence, read_evidence, sources_sha256
from proofs_check.kernel import check_file
from proofs_check.report import results_table
from proofs_check.rows import said
from proofs_check.symbolic import SCOPE
from theory.exact import BarriersError
from theory.results import Result, find, results

__all__ = ["cite_command", "results_command"]

ROOT = Path(__file__).parents[1]
SHOWN = {"A3": ("A3", "A4")}
"""Whose certificates say more than the result's own."""
SPECIAL = {letter: f"\\{letter}" for letter in "_&%#$"} | {letter: rf"\{letter}{{}}" for letter in "^~"}
SPECIAL |= {"\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}"}
"""What LaTeX reads as something else; BibTeX counts braces, escaped or not, so that these must be words."""


@click.command("results", epilog=exit_codes(one="evidence is missing, where it is required"))
@click.argument("wanted", metavar="[RESULT]…", nargs=-1)
@click.option(
    "--evidence", type=click.Path(path_type=Path), default=None, help=f"What a test run saw. [default: {FILE}]"
)
@click.option("--require-evidence", is_flag=True, help="Fail unless that run saw all the evidence that is claimed.")
@JSON
def results_command(wanted: tuple[str, ...], evidence: Path | None, require_evidence: bool, as_json: bool) -> None:
    """List the registry: what is claimed, and what supports it.

    `match` says how our statement relates to its source: exact, stronger or variant, with the difference in words.
    """
    chosen = tuple(find(name) for name in wanted) or results()
    seen = current(evidence, required=require_evidence)
    if as_json:
        tell([{**result.as_json(), "seen": seen and counts(seen, result)} for result in chosen])
    elif not wanted:
        out.print(results_table(chosen, seen))
    else:
        for result in chosen:
            show(result, seen)
    if not seen:
        return
    missing = seen.missing(chosen) if require_evidence else []
    if missing:
        said = f"claimed, but not seen to pass in the tests that ran: {', '.join(missing)}"
        err.print(said, soft_wrap=True)
    if seen.exit_status:
        said = f"{evidence or FILE}: pytest ended with exit status {seen.exit_status}: not all tests ran and passed"
        err.print(said, soft_wrap=True)
    if require_evidence and (missing or seen.exit_status):
        sys.exit(1)


def counts(seen: Evidence, result: Result) -> dict[str, dict[str, int]]:
    """Return the numbers of tests that passed and failed, by kind of evidence."""
    return {kind: count._asdict() for kind, count in seen.results.get(result.id, {}).items()}


def current(path: Path | None, *, required: bool) -> Evidence | None:
    """Return what a run of the tests saw of these very sources; None if there is nothing and nothing is required."""
    if path is None and not FILE.exists():
        if required:
            raise BarriersError(f"there is no {FILE}: run `make test` first")
        return None
    seen = read_evidence(path or FILE)
    if seen.sources_sha256 == sources_sha256(ROOT):
        return seen
    said = f"{path or FILE} is about other sources than these: run `make test` again"
    if required:
        raise BarriersError(said)
    err.print(said, soft_wrap=True)
    return None


def show(result: Result, seen: Evidence | None) -> None:
    """Print one entry."""
    out.print(Text(f"{result.id}  {result.title}", "bold"), soft_wrap=True)
    out.print(f"\n{result.statement}\n", soft_wrap=True)
    for name in ("source", "match", "delta", "builder", "proof", "certificate", "command"):
        out.print(f"{name + ':':<13}{getattr(result, name)}", soft_wrap=True)
    evidence = ", ".join(result.evidence) if seen is None else f"{seen.seen(result)} (tests passed, {seen.profile})"
    out.print(f"{'evidence:':<13}{evidence}", soft_wrap=True)
    if result.formal:
        out.print(f"{'formal:':<13}{result.formal}", soft_wrap=True)
    if "symbolic" in result.evidence:
        out.print(f"{'symbolic:':<13}{SCOPE[result.id]}", soft_wrap=True)
    out.print()


@click.command("cite", epilog=exit_codes())
@click.argument("names", metavar="RESULT…", nargs=-1, required=True)
@click.option(
    "--certificate", "paths", multiple=True, type=click.Path(path_type=Path),
    help="A certificate to cite. [default: those of the results in out/]",
)  # fmt: skip
@click.option("--latex", is_flag=True, help=r"One line of LaTeX for each result, to be \input, instead of BibTeX.")
def cite_command(names: tuple[str, ...], paths: tuple[Path, ...], latex: bool) -> None:
    """Print what to cite for results: papers and software, each once, certificates, and how to check and test them."""
    cited = [(result, dict(certificates(result, paths))) for result in dict.fromkeys(map(find, names))]
    known = {path for _, found in cited for path in found}
    for path in paths:
        if path not in known:
            raise BarriersError(not_cited(path, [result.id for result, _ in cited]))
    release = version("barriers")
    lines = [sentence(result, found, release) for result, found in cited] if latex else bibliography(cited, release)
    out.file.write("\n".join(lines) + "\n")


def sentence(result: Result, found: dict[Path, str], release: str) -> str:
    """Return a line of LaTeX that names a result, its certificates, and how to check them."""
    hashes = ", ".join(rf"\texttt{{{digest}}}" for digest in found.values())
    rest = f", certificate{'s' * (len(found) > 1)} SHA-256 {hashes}" if found else ""
    rest += r" (check: \texttt{barriers check})" if found else ""
    instances = rf"instances: \texttt{{barriers demonstrate {result.id}}}"
    return f"Result~{result.id} ({escaped(result.title)}) of Barriers~{release}{rest}; {instances}."


def bibliography(cited: Sequence[tuple[Result, dict[Path, str]]], release: str) -> list[str]:
    """Return the entries of BibTeX, no key twice, and in comments what is cited and how it is checked."""
    papers = "\n\n".join(result.bibtex for result, _ in cited if result.bibtex)
    lines = [f"% {result.id}: {result.title} ({result.match}: {result.delta})" for result, _ in cited if result.bibtex]
    lines += dict.fromkeys(papers.split("\n\n") if papers else [])
    told = "; ".join(f"{result.id}: {escaped(result.title)}" for result, _ in cited)
    lines += ["@software{Barriers,\n  title   = {Barriers},\n  author  = {{The Barriers authors}},"]
    lines[-1] += f"\n  version = {{{release}}},\n  note    = {{Result{'s' * (len(cited) > 1)} {told}}},\n}}"
    for result, found in cited:
        for path, digest in found.items():
            name = plain(path.as_posix() if path.parent == FILE.parent else path.name)
            lines += [f"% certificate {name}: SHA-256 {digest}", f"% to check: barriers check {name}"]
        lines += [f"% instances, built and checked anew: barriers demonstrate {result.id}"]
        lines += [f"% to test, in a checkout of Barriers {release} after make demo: {result.command}"]
    return lines


def certificates(result: Result, paths: tuple[Path, ...]) -> Iterator[tuple[Path, str]]:
    """Yield the certificates of a result with their hashes, out of these paths or, if there are none, those in out/."""
    wanted = SHOWN.get(result.id, (result.id,))
    for path in paths or (path for path in sorted(FILE.parent.glob("*.json")) if claimed(path) in wanted):
        verdict = check_file(path)
        if said(verdict) == "accepted" and verdict.result in wanted:
            yield path, str(verdict.sha256)


def not_cited(path: Path, names: Sequence[str]) -> str:
    """Return why a file is no certificate of these results."""
    if not path.exists():
        return f"{path}: no such file"
    verdict = check_file(path)
    of = f" as one of {verdict.result}" if verdict.result else ""
    return f"{path} is not a certificate of {' or '.join(names)}: it is {verdict.verdict}{of}"


def claimed(path: Path) -> str | None:
    """Return the result that a file says to certify, which saves checking those of others; None if it says none."""
    try:
        body = strict_json(read_bytes(path), path.name)
    except BarriersError:
        return None
    name = body.get("result") if isinstance(body, dict) else None
    return name if isinstance(name, str) else None


def plain(name: str) -> str:
    """Return a file's name with "?" for what BibTeX or a shell might read as something else; a shell finds it so.

    >>> plain("u@misc{x, y.json")
    'u?misc?x,?y.json'
    """
    return re.sub(r"[^\w./,+=:-]", "?", name, flags=re.ASCII)


def escaped(text: str) -> str:
    r"""Return text with LaTeX's special characters escaped.

    >>> print(escaped("50% of A_1"))
    50\% of A\_1
    >>> print(escaped(r"\{x^2}"))
    \textbackslash{}\textbraceleft{}x\^{}2\textbraceright{}
    """
    return "".join(SPECIAL.get(letter, letter) for letter in text)
