"""The commands `barriers results` and `barriers cite`: what is claimed, what supports it, and how to cite it."""

from __future__ import annotations

import re
import sys
import textwrap
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import click
from rich.text import Text

from nnbarriers.command.console import JSON, err, exit_codes, out, tell
from nnbarriers.pages.tables import results_table
from nnbarriers.places import ROOT, Place, builder_place, theorem_place
from proofs_check.evidence import FILE, Evidence, read_evidence, sources_sha256
from proofs_check.symbolic import SCOPE
from theory.exact import BarriersError
from theory.results import Result, find, results

__all__ = ["results_command"]

INDENT = 13
"""The width of the names of an entry's fields."""
LOCAL = re.compile(r"^(?:.*:|[^.]*\.)")
"""What FILE:LINE already says of a builder MODULE:NAME or a theorem FILE.NAME."""
ELSEWHERE = "Proofs in words, tests, notebooks and Rocq's sources are in the repository, not in this installation."


@click.command("results", epilog=exit_codes(one="evidence is missing, where it is required"))
@click.argument("wanted", metavar="[RESULT]…", nargs=-1)
@click.option(
    "--evidence", type=click.Path(path_type=Path), default=None, help=f"What a test run saw. [default: {FILE}]"
)
@click.option("--require-evidence", is_flag=True, help="Fail unless that run saw all the evidence that is claimed.")
@JSON
def results_command(wanted: tuple[str, ...], evidence: Path | None, require_evidence: bool, as_json: bool) -> None:
    """List the registry: what is claimed, and what supports it.

    For a RESULT named also its statement, the code that builds it, its theorems in Rocq, tests, demonstration and
    notebooks. `match` says how our statement relates to its source: exact, stronger or variant, with the difference in
    words.
    """
    chosen = tuple(find(name) for name in wanted) or results()
    seen = current(evidence, required=require_evidence)
    if as_json:
        tell([entry(result) | {"seen": seen and counts(seen, result)} for result in chosen])
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


def entry(result: Result) -> dict[str, Any]:
    """Return an entry as a JSON object, builders and theorems with file and line, null if the file is not here."""
    builders = [builder_place(name).as_json() for name in result.builders]
    theorems = [theorem_place(name).as_json() for name in result.theorems]
    return {**result.as_json(), "builders": builders, "theorems": theorems}


def show(result: Result, seen: Evidence | None) -> None:
    """Print one entry."""
    out.print(Text(wrapped(result.title, f"{result.id}  "), "bold"), soft_wrap=True)
    out.print(f"\n{wrapped(result.statement)}\n", soft_wrap=True)
    for name, text in fields(result, seen):
        out.print(wrapped(text, f"{name + ':':<{INDENT}}"), soft_wrap=True)
    out.print("builders:", *lined(builder_place, result.builders), sep="\n  ", soft_wrap=True)
    if result.theorems:
        out.print("theorems:", *lined(theorem_place, result.theorems), sep="\n  ", soft_wrap=True)
    out.print("tests:", result.command, *result.tests, sep="\n  ", soft_wrap=True)
    if not all((ROOT / name).exists() for name in (result.proof.partition("#")[0], *result.tests)):
        out.print(wrapped(ELSEWHERE), soft_wrap=True)
    out.print()


def fields(result: Result, seen: Evidence | None) -> Iterator[tuple[str, str]]:
    """Yield what is said of a result in a line or two, with its name."""
    for name in ("source", "match", "delta", "proof", "certificate"):
        yield name, getattr(result, name)
    tested = ", ".join(result.evidence) if seen is None else f"{seen.seen(result)} (tests passed, {seen.profile})"
    yield "evidence", tested
    if result.formal:
        yield "formal", result.formal
    if "symbolic" in result.evidence:
        yield "symbolic", SCOPE[result.id]
    yield "shown by", result.demonstration
    yield "notebooks", ", ".join(f"notebooks/{name}.ipynb" for name in result.notebooks)


def lined(place: Callable[[str], Place], names: Sequence[str]) -> list[str]:
    """Return a line for each builder or theorem: FILE:LINE and its name, or the name alone if the file is not here."""
    places = [place(name) for name in names]
    width = max(len(str(found)) for found in places)
    return [f"{found!s:<{width}}  {LOCAL.sub('', found.name)}" if found.file else found.name for found in places]


def wrapped(text: str, head: str = "") -> str:
    """Return text in lines that fit the terminal, the first after a head, the others below its end; no word is cut."""
    return textwrap.fill(
        text, out.width, initial_indent=head, subsequent_indent=" " * len(head), break_long_words=False,
        break_on_hyphens=False,
    )  # fmt: skip
