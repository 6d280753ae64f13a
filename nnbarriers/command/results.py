"""The commands `barriers results` and `barriers cite`: what is claimed, what supports it, and how to cite it."""

from __future__ import annotations

import sys
from pathlib import Path

import click
from rich.text import Text

from nnbarriers.command.console import JSON, err, exit_codes, out, tell
from nnbarriers.pages.tables import results_table
from proofs_check.evidence import FILE, Evidence, read_evidence, sources_sha256
from proofs_check.symbolic import SCOPE
from theory.exact import BarriersError
from theory.results import Result, find, results

__all__ = ["results_command"]

ROOT = Path(__file__).parents[2]


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
