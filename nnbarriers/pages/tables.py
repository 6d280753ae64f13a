"""Tables: what `barriers demonstrate` and `barriers results` print."""

from __future__ import annotations

from collections.abc import Iterator

from rich.text import Text

from nnbarriers.demonstrations.rows import Demonstration
from nnbarriers.sheets import Line, Row, Sheet
from proofs_check.evidence import Evidence
from theory.results import Result

__all__ = ["demonstration_table", "markdown", "results_table"]


def demonstration_table(rows: list[Demonstration]) -> Sheet:
    """Return the table that `barriers demonstrate` prints."""
    headings = ("result", "instance", "claim", "evidence", "verdict")
    sheet = Sheet(headings, "What was found, and what supports it", least={"instance": 20, "claim": 48}, told=_in_lines)
    for row in rows:
        evidence = row.evidence if row.sha256 is None else f"{row.evidence} {row.sha256[:8]}"
        sheet.add(row.result, row.instance, row.claim, evidence, Text(row.verdict, "green" if row.good else "red"))
    return sheet


def _in_lines(row: Row) -> Iterator[Line]:
    """Yield a row as two lines: where a terminal is narrow the claim has all of it."""
    result, instance, claim, evidence, verdict = row
    yield Text.assemble((result.plain, "bold"), "  ", verdict, "  ", instance, "  [", evidence, "]"), 4
    yield Text("    ") + claim, 0


def markdown(rows: list[Demonstration]) -> str:
    """Return the table of `barriers demonstrate` for a page.

    >>> print(markdown([Demonstration("A5", "(2; 2; 1)", "right", "certificate", "accepted", "f", "01234567")]))
    | result | instance | claim | evidence | verdict |
    |---|---|---|---|---|
    | A5 | (2; 2; 1) | right | certificate 01234567 | accepted |
    """
    lines = ["| result | instance | claim | evidence | verdict |", "|---|---|---|---|---|"]
    for row in rows:
        evidence = row.evidence if row.sha256 is None else f"{row.evidence} {row.sha256[:8]}"
        cells = (row.result, row.instance, row.claim, evidence, row.verdict)
        lines.append(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |")
    return "\n".join(lines)


def results_table(results: tuple[Result, ...], evidence: Evidence | None) -> Sheet:
    """Return the table that `barriers results` prints; with numbers of tests if a run of them has written any."""
    last = "evidence" if evidence is None else f"tests passed ({evidence.profile})"
    sheet = Sheet(("ID", "title", "match", last), "The registry of results", least={"title": 24})
    for result in results:
        seen = ", ".join(result.evidence) if evidence is None else evidence.seen(result)
        sheet.add(result.id, result.title, result.match, seen)
    return sheet
