"""`python docs/evidence_table.py`: results by evidence, from the registry, written into README.md."""

from __future__ import annotations

from pathlib import Path

from nnbarriers.pages import matrix

__all__ = ["PAGE", "written"]

PAGE = Path(__file__).parents[1] / "README.md"
START, END = "<!-- generated: python docs/evidence_table.py -->\n", "<!-- end -->\n"


def written(text: str) -> str:
    """Return the page with the table of today."""
    head, rest = text.split(START)
    return head + START + matrix.markdown() + "\n" + END + rest.split(END)[1]


if __name__ == "__main__":
    PAGE.write_text(written(PAGE.read_text("utf-8")), "utf-8")
