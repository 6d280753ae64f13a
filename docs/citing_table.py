"""`python docs/citing_table.py`: the table "if you use X, cite Y", from the registry, written into docs/citing.md."""

from __future__ import annotations

from pathlib import Path

from theory.results import results

__all__ = ["PAGE", "table", "written"]

PAGE = Path(__file__).with_name("citing.md")
START, END = "<!-- generated: python docs/citing_table.py -->\n", "<!-- end -->\n"


def table() -> str:
    """Return the rows: the results that share a source, and the source.

    >>> table().splitlines()[2].startswith("| A0, J, W, X1, X2, M, T0")
    True
    """
    named: dict[str, list[str]] = {}
    for result in results():
        if result.delta.startswith("Only the setting"):
            named.setdefault(f"for the setting: {result.source}", []).append(result.id)
        else:
            named.setdefault(result.source, []).append(result.id)
    lines = ["| if you use | cite |", "|---|---|"]
    for source, ids in named.items():
        told = "this software: ours as far as we know" if source == "this project" else source
        told = told.replace("this project; with", "this software, for exact decisions and certificates; with")
        lines.append(f"| {', '.join(ids)} | {told} |")
    return "\n".join(lines) + "\n"


def written(text: str) -> str:
    """Return the page with the table of today."""
    head, rest = text.split(START)
    return head + START + "\n" + table() + "\n" + END + rest.split(END)[1]


if __name__ == "__main__":
    PAGE.write_text(written(PAGE.read_text("utf-8")), "utf-8")
