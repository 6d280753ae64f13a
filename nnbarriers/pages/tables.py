"""Tables: what `barriers demonstrate` and `barriers results` print."""

from __future__ import annotations

from rich.table import Table
from rich.text import Text

from nnbarriers.demonstrations.rows import Demonstration
from proofs_check.evidence import Evidence
from theory.results import Result

__all__ = ["demonstration_table", "markdown", "results_table"]


def demonstration_table(rows: list[Demonstration]) -> Table:
    """Return the table that `barriers demonstrate` prints."""
    table = Table(title="What was found, and what supports it", title_justify="left")
    for name in ("result", "instance", "claim", "evidence", "verdict"):
        table.add_column(name, no_wrap=name in ("result", "verdict"), overflow="fold")
    for row in rows:
        colour = "green" if row.good else "red"
        evidence = row.evidence if row.sha256 is None else f"{row.evidence} {row.sha256[:8]}"
        cells = (row.result, row.instance, row.claim, evidence)
        table.add_row(*map(Text, cells), Text(row.verdict, colour))
    return table


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


def results_table(results: tuple[Result, ...], evidence: Evidence | None) -> Table:
    """Return the table that `barriers results` prints; with numbers of tests if a run of them has written any."""
    table = Table(title="The registry of results", title_justify="left")
    for name in ("ID", "title", "match", "evidence" if evidence is None else f"tests passed ({evidence.profile})"):
        table.add_column(name, no_wrap=name == "ID", overflow="fold")
    for result in results:
        seen = ", ".join(result.evidence) if evidence is None else evidence.seen(result)
        table.add_row(*map(Text, (result.id, result.title, result.match, seen)))
    return table
