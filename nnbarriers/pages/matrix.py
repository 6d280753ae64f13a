"""Results by evidence: a row for each result of the registry, a column for each kind of evidence, a dot where it is.

For the report, the site and the README. A dot says that evidence of this kind supports the result, or a part of it;
`barriers results ID` says which part is machine-checked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from html import escape
from itertools import groupby

from nnbarriers.pages import typeset
from theory.results import Result, results

__all__ = ["COLUMNS", "GROUPS", "group", "html", "markdown"]

COLUMNS = {
    "machine-checked": "Rocq", "certificate": "certificate", "symbolic": "symbolic", "smt": "SMT",
    "exhaustive": "exhaustive", "property-tested": "property tests",
}  # fmt: skip
"""The kinds of evidence, with the words above their columns."""
GROUPS = {
    "A": "Fixed architectures are unstable", "B": "Minimisers that no algorithm finds",
    "JKW": "The propositions behind them: jumps and forks", "CD": "Inverse problems and linear programs",
    "E": "What can be computed", "X": "Exit flags", "MUV": "Answers of solvers, networks and data of one’s own",
    "T": "Which features can be trusted",
}  # fmt: skip
"""The first letters of results, with what they are about."""
STYLE = """<style>
.evidence { border-collapse: collapse; width: 100%; font-size: .92rem; }
.evidence th, .evidence td { padding: .22rem .45rem; border-bottom: 1px solid var(--line, #c9c9c9); }
.evidence thead th, .evidence td { text-align: center; }
.evidence thead th { font-size: .8rem; font-weight: 600; color: var(--quiet, #5a5a5a); vertical-align: bottom; }
.evidence thead th:first-child, .evidence tbody th { text-align: left; }
.evidence tbody th { font-weight: 400; padding-left: 2.7em; }
.evidence tbody th[scope=rowgroup] { font-weight: 650; padding: .8rem 0 .3rem; }
.evidence tbody th strong { display: inline-block; min-width: 2.7em; margin-left: -2.7em; }
.evidence tbody th small { display: block; font-size: .84em; color: var(--quiet, #5a5a5a); max-width: 46em; }
.evidence tbody td { color: var(--one-mark, #005a8c); white-space: nowrap; }
@media (max-width: 44rem) { .evidence thead th:not(:first-child) span { writing-mode: vertical-rl;
  transform: rotate(180deg); } .evidence th, .evidence td { padding: .2rem .15rem; } }
@media print { .evidence tr { break-inside: avoid; } .evidence tbody tr:first-child { break-after: avoid; } }
</style>"""


def group(name: str) -> str:
    """Return the letters of the group to which a result of this ID belongs.

    >>> group("A3"), group("K"), group("V")
    ('A', 'JKW', 'MUV')
    """
    return next((letters for letters in GROUPS if name[:1] and name[:1] in letters), name[:1])


def html(
    *, link: Callable[[Result], str] = lambda result: f"#{result.id}", more: Mapping[str, str] | None = None,
    last: str = "",
) -> str:  # fmt: skip
    """Return the matrix as a table that brings its own style; `link` says where a result's name leads.

    `more` are the entries of one more column by ID, in HTML, and `last` is what is above it.

    >>> '<strong>A3</strong><a href="#A3">Universal instability of fixed architectures</a>' in html()
    True
    """
    names = [*COLUMNS.values(), *([last] if more is not None else [])]
    heads = "".join(f'<th scope="col"><span>{escape(name)}</span></th>' for name in names)
    lines = [f'{STYLE}<table class="evidence"><thead><tr><th scope="col"><span>result</span></th>{heads}</tr></thead>']
    for title, members in _groups():
        head = f'<tr><th scope="rowgroup" colspan="{len(names) + 1}">{escape(title)}</th></tr>'
        rows = (_row(result, link(result), more) for result in members)
        lines.append(f"<tbody>{head}{''.join(rows)}</tbody>")
    return "\n".join([*lines, "</table>"])


def markdown() -> str:
    """Return the matrix for a page at the root of the repository; a result's title leads to its statement and proof.

    >>> markdown().splitlines()[0]
    '| | | Rocq | certificate | symbolic | SMT | exhaustive | property tests |'
    """
    lines = [f"| | | {' | '.join(COLUMNS.values())} |", f"|---|---|{':-:|' * len(COLUMNS)}"]
    for title, members in _groups():
        lines.append(f"| | **{title}** |{' |' * len(COLUMNS)}")
        for result in members:
            dots = " | ".join("●" if kind in result.evidence else "" for kind in COLUMNS)
            told, words = (typeset.indices(typeset.letters(text)) for text in (result.title, result.words))
            lines.append(f"| {result.id} | [{told}]({result.proof}): {words} | {dots} |")
    return "\n".join(lines)


def _groups() -> Iterator[tuple[str, list[Result]]]:
    """Yield the groups in the registry's order, each with its results."""
    for letters, members in groupby(results(), lambda result: group(result.id)):
        yield GROUPS[letters], list(members)


def _row(result: Result, link: str, more: Mapping[str, str] | None) -> str:
    name = f'<strong>{result.id}</strong><a href="{escape(link)}">{typeset.html(result.title)}</a>'
    name += f" <small>{typeset.html(result.words)}</small>"
    cells = [f'<td title="{kind}">●</td>' if kind in result.evidence else "<td></td>" for kind in COLUMNS]
    if more is not None:
        cells.append(f"<td>{more.get(result.id, '')}</td>")
    return f'<tr><th scope="row">{name}</th>{"".join(cells)}</tr>'
