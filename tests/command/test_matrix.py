"""The matrix of results and evidence says what the registry says, in HTML and in Markdown."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest

from nnbarriers.pages import matrix, typeset
from theory.results import EVIDENCE, find, results

pytestmark = pytest.mark.infrastructure
ROOT = Path(__file__).parents[2]


class Table(HTMLParser):
    """The texts of the cells, row by row."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.links: list[str] = []
        self.inside = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th"):
            self.rows[-1].append("")
            self.inside = True
        self.links += [value for name, value in attrs if name == "href" and value]

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th"):
            self.inside = False

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.rows[-1][-1] += data


def said(rows: list[list[str]]) -> dict[str, set[str]]:
    """What rows of cells say of each result: the kinds of evidence with a dot."""
    names = {result.id for result in results()}
    found = {}
    for name, *cells in rows:
        if name in names:
            found[name] = {kind for kind, cell in zip(matrix.COLUMNS, cells, strict=True) if cell == "●"}
    return found


REGISTRY = {result.id: set(result.evidence) for result in results()}


def by_html(text: str) -> list[list[str]]:
    """The rows of a table, with the ID alone where a result begins."""
    names = {f"{result.id}{shown(result.title)} {shown(result.words)}": result.id for result in results()}
    return [[names.get(row[0], ""), *row[1:]] for row in Table(text).rows]


def shown(title: str) -> str:
    return unescape(re.sub(r"<[^>]+>", "", typeset.html(title)))


def by_markdown(text: str) -> list[list[str]]:
    rows = ([cell.strip() for cell in line.strip("|").split("|")] for line in text.splitlines())
    return [[row[0], *row[2:]] for row in rows]


def test_both_tables_say_what_the_registry_says() -> None:
    assert tuple(matrix.COLUMNS) == EVIDENCE
    assert said(by_html(matrix.html())) == said(by_markdown(matrix.markdown())) == REGISTRY


@pytest.mark.parametrize("name", ["A7", "T5"])
def test_a_dot_that_is_not_in_the_registry_is_noticed(name: str) -> None:
    text = matrix.markdown()
    row = next(line for line in text.splitlines() if line.startswith(f"| {name} "))
    other = row.replace("●", "", 1)
    assert said(by_markdown(text.replace(row, other))) != REGISTRY
    text = matrix.html()
    cell = text.index('<td title="', text.index(f"<strong>{name}</strong>"))
    assert said(by_html(text[:cell] + text[cell:].replace("●", "", 1))) != REGISTRY


def test_links_lead_to_the_proofs_or_where_they_are_told_to() -> None:
    links = re.findall(r"\]\(([^)]+)\)", matrix.markdown())
    assert links == [result.proof for result in results()]
    assert all((ROOT / link.split("#")[0]).exists() for link in links)
    assert Table(matrix.html()).links == [f"#{result.id}" for result in results()]
    assert Table(matrix.html(link=lambda result: f"r/{result.id}.html")).links[3] == "r/A3.html"


def test_one_more_column_is_beside_its_result() -> None:
    rows = Table(matrix.html(more={"A3": "3 of 4"}, last="rows checked now")).rows
    assert rows[0][-1] == "rows checked now"
    assert [row[-1] for row in rows if row[0].startswith(f"A3{find('A3').title}")] == ["3 of 4"]
    assert sum(row[-1] == "3 of 4" for row in rows) == 1


def test_every_result_is_in_one_group_and_stands_below_its_title() -> None:
    rows = [row[0] for row in Table(matrix.html()).rows]
    assert [row for row in rows if row in matrix.GROUPS.values()] == list(dict.fromkeys(
        matrix.GROUPS[matrix.group(result.id)] for result in results()))  # fmt: skip
    assert all(sum(result.id[0] in letters for letters in matrix.GROUPS) == 1 for result in results())
