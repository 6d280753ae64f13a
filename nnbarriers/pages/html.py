"""One self-contained page of a folder of `barriers demonstrate`: no network, no scripts but its own, nothing hidden.

First the picture, and in one sentence what was checked; then results by evidence, the results with their instances,
and last all rows in one table. Everything that comes from files is escaped. The same folder gives the same bytes.
"""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from html import escape
from importlib.metadata import version

from nnbarriers.certificates import said
from nnbarriers.demonstrations.rows import Demonstration
from nnbarriers.drawing import figures
from nnbarriers.drawing.picture import front
from nnbarriers.drawing.svg import Picture
from nnbarriers.pages import embedded, matrix
from nnbarriers.pages.folder import STANDINGS, Contents, StoredCertificate, games_of, standing
from nnbarriers.pages.games import bars, tree
from nnbarriers.pages.sliders import attacked, slider
from nnbarriers.pages.standalone import asset, document
from nnbarriers.pages.titles import title
from nnbarriers.pages.typeset import html, readable, visible
from nnbarriers.wording import plural
from theory.exact import BarriersError
from theory.results import Result, results

__all__ = ["page"]

CAPTION = (
    "The theorem in one picture, and no part of the folder: a trained network reads the answer that is printed beside"
    " each point; one vector slides the print away; a network that does not need it exists."
)
CLAIMS = (
    "“For every network” and “for every algorithm” rest on the proofs, never on runs. Runs show instances; "
    "certificates establish them.",
    "A network of floats is treated as the real function that its weights define. Machine rounding is another matter.",
    "Rows of “exact computation” are recorded in the folder: they were decided, if they were, when it was made; only "
    "certificates were checked again for this page.",
    "Names of instances, and what is “recorded in the folder”, are the folder's words; the kernel checked none "
    "of them.",
    "Nothing here says that a given network trained on other data is unstable.",
)
REST = {
    STANDINGS[1]: ("is recorded in the folder, decided when it was made and not checked again",
                   "are recorded in the folder, decided when it was made and not checked again"),
    STANDINGS[2]: ("is vacuous or was not run", "are vacuous or were not run"),
    STANDINGS[3]: ("is not established", "are not established"),
}  # fmt: skip
"""What is said of one other row, and of several."""


def page(contents: Contents, folder: str) -> str:
    """Return the page of a folder, whose name is used in the commands that it shows."""
    known = {result.id for result in results()}
    kept = embedded.packed({name: certificate.data for name, certificate in contents.certificates.items()})
    strangers = sorted({row.result for row in contents.rows} - known)
    parts = [
        *_head(contents, kept),
        *_matrix(contents),
        *(line for result in results() for line in _section(result, contents, folder, kept)),
        *(line for name in strangers for line in _stranger(name, contents)),
        "<section><h2 id='claims'>What is not claimed</h2><ul>",
        *(f"<li>{escape(claim)}</li>" for claim in CLAIMS),
        "</ul></section>",
        *_table(contents, known),
        "</main>",
    ]
    scripts = [asset("page.js"), asset("slider.js"), asset("report.js"), *embedded.scripts()]
    body = "\n".join(parts)
    return document(
        "Barriers: what was checked", body, style=asset("report.css") + asset("slider.css"), scripts=scripts, drawn=True
    )


def _head(contents: Contents, kept: Mapping[str, str]) -> Iterator[str]:
    yield '<a class="skip" href="#results">To the results</a><header><h1>Barriers: what was checked</h1>'
    yield f'<div class="first"><figure>{front().svg.strip()}<figcaption>{CAPTION}</figcaption></figure><div>'
    yield f'<p class="lead">{_sentence(contents)}</p>'
    others = ((contents.counts[name], words) for name, words in REST.items() if contents.counts[name])
    rest = [f"{count} {several if count > 1 else one}" for count, (one, several) in others]
    told = f" Of the others, {'; '.join(rest)}." if len(rest) > 1 else "".join(f" The other {one}." for one in rest)
    yield (
        "<p>A row claims something of one network, algorithm or problem. A certificate is a file from which the claim"
        " of one row, or of several, is derived again; that was done when this page was made.</p>"
        f"<p>Only what was checked now is established by this page.{told}</p>"
        "<p>Statements about every network and every algorithm rest on proofs; below is what stands behind each.</p>"
        f"{''.join(embedded.every(kept, len(contents.certificates)))}"
        '<p><button type="button" id="theme" hidden>Light or dark</button>'
        f' <span class="quiet">barriers {escape(version("nnbarriers"))}</span></p></div></div></header><main>'
    )


def _sentence(contents: Contents) -> str:
    """Say what was checked."""
    verdicts = [certificate.verdict.verdict for certificate in contents.certificates.values()]
    accepted, every = verdicts.count("accepted"), len(verdicts)
    told = plural(accepted, "certificate") if accepted == every else f"{accepted} of {plural(every, 'certificate')}"
    empty = [said(certificate.verdict) for certificate in contents.certificates.values()].count("vacuous")
    told += f" accepted, {empty} of them vacuous" if empty else " accepted"
    return f"{told}, {contents.counts[STANDINGS[0]]} of {plural(len(contents.rows), 'row')} checked now."


def _matrix(contents: Contents) -> Iterator[str]:
    more = {}
    for result in results():
        own = [standing(row) for row in contents.rows if row.result == result.id]
        if own:
            more[result.id] = f"{own.count(STANDINGS[0])} of {len(own)}"
    yield f'<section><h2 id="results">{len(results())} results, and what stands behind each</h2>'
    yield matrix.html(more=more, last="rows checked now")
    yield (
        '<p class="quiet">A dot: evidence of this kind is in the project, for the result or for a part of it, which the'
        " result says. The last column: how many of the folder’s rows were checked for this page.</p></section>"
    )


def _anchor(name: str) -> str:
    """Return a name for use as an id: letters, digits, and a code for all else."""
    return "".join(c if c.isascii() and c.isalnum() else f"-{ord(c):x}-" for c in name)


def _section(result: Result, contents: Contents, folder: str, kept: Mapping[str, str]) -> Iterator[str]:
    name = result.id
    yield f'<section><h2 id="{name}">{name} · {html(result.title)}</h2>'
    yield f'<p class="statement">{html(result.statement)}</p>'
    if picture := None if name == "A3" else figures.illustration(name):
        yield _figure(picture)
    yield _facts(result, folder)
    own = [row for row in contents.rows if row.result == name]
    plain = [row for row in own if row.certificate not in contents.certificates]
    if plain:
        items = (f"<li>{html(row.instance)}: {html(readable(row.claim))} – {_verdict(row)}</li>" for row in plain)
        yield f"<h3>Instances</h3><ul>{''.join(items)}</ul>"
    told = {row.certificate: row for row in own if row not in plain}
    elsewhere = [row for row in told.values() if not _first(row, contents)]
    for row in told.values():
        if row not in elsewhere:
            yield from _certificate(row, contents, folder, kept)
    if elsewhere:
        links = (f'<a href="#c-{_anchor(str(row.certificate))}">{html(row.instance)}</a>' for row in elsewhere)
        yield f"<p>By certificates that are told above: {', '.join(links)}.</p>"
    yield "</section>"


def _facts(result: Result, folder: str) -> str:
    """Return whose result it is and what supports it, to be unfolded."""
    differs = f'<span class="quiet">({escape(result.match)}: {html(result.delta)})</span>'
    facts = {
        "source": f"{escape(result.source)} {differs}",
        "evidence": escape(", ".join(result.evidence)),
        "formal": html(result.formal),
        "proof": f"<code>{escape(result.proof)}</code>",
        "tests": f"<code>{escape(result.command)}</code>",
        "to reproduce": f"<code>barriers demonstrate {result.id} --out {escape(shlex.quote(folder))}</code>",
        "to cite": f"<code>barriers cite {result.id}</code>",
    }
    told = "".join(f"<dt>{key}</dt><dd>{value}</dd>" for key, value in facts.items() if value)
    return f'<details class="facts"><summary>Source, evidence, commands</summary><dl>{told}</dl></details>'


def _first(row: Demonstration, contents: Contents) -> bool:
    """Whether this row's result is the first that has its certificate: only there it is told."""
    return next(other.result for other in contents.rows if other.certificate == row.certificate) == row.result


def _stranger(name: str, contents: Contents) -> Iterator[str]:
    """A section for rows whose result the registry does not know: files that the kernel does not accept."""
    yield f"<section><h2>{escape(name)} · not in the registry</h2><ul>"
    for row in contents.rows:
        if row.result == name:
            yield f"<li>{html(row.instance)}: {html(readable(row.claim))} – {_verdict(row)}</li>"
    yield "</ul></section>"


def _certificate(row: Demonstration, contents: Contents, folder: str, kept: Mapping[str, str]) -> Iterator[str]:
    """What the kernel says of a certificate, and the rows that it supports; then what it shows, drawn."""
    certificate = contents.certificates[str(row.certificate)]
    anchor, body, said = _anchor(certificate.name), certificate.body, contents.certified(row)
    heading = html(readable(row.claim)) if said is None else html(title(row.instance, body))
    sentence = "" if said is None else f'<p><span class="quiet">Kernel:</span> {html(readable(said))}.</p>'
    yield f'<article><h3 id="c-{anchor}">{heading}</h3>{sentence}{_details(certificate, contents, folder)}'
    yield from embedded.own(certificate.name, anchor, kept)
    if body.get("kind") == "instability":
        try:
            yield slider(attacked(body), anchor)
        except BarriersError as error:
            yield f'<p class="quiet">No picture: {escape(str(error))}.</p>'
    if body.get("kind") == "defeat":
        games = games_of(body)
        yield _figure(bars(games, Fraction(body["claim"]["limit"])))
        yield from (tree(game) for game in games)
    yield "</article>"


def _details(certificate: StoredCertificate, contents: Contents, folder: str) -> str:
    """Return the kernel's report, exactly, the rows of the folder, the hash and the command, to be unfolded."""
    verdict = certificate.verdict
    rows = [row for row in contents.rows if row.certificate == certificate.name]
    told = [html(line) for line in verdict.report]
    told += [
        f'<span class="quiet">Recorded in the folder: {escape(row.result)}, {html(row.instance)}:'
        f" {html(row.claim)}</span>"
        for row in rows
        if contents.certified(row) is not None and row.claim != verdict.report[0]
    ]
    word = said(verdict).partition(":")[0]
    colour = {"accepted": "good", "vacuous": "quiet"}.get(word, "bad")
    path = escape(shlex.quote(f"{folder}/{certificate.name}"))
    return (
        f'<details class="file"><summary><span class="{colour}">{escape(word)}</span>'
        f" {escape(certificate.name)}</summary><ul>{''.join(f'<li>{line}</li>' for line in told)}</ul>"
        f"<p>SHA-256 <code>{escape(str(verdict.sha256))}</code><br>"
        f"<code>python -m proofs_check.kernel {path}</code></p></details>"
    )


def _figure(picture: Picture) -> str:
    return f"<figure>{picture.svg.strip()}<figcaption>{html(picture.alt)}.</figcaption></figure>"


def _verdict(row: Demonstration) -> str:
    """Return the verdict and what it is worth on this page."""
    where = standing(row)
    colour = {STANDINGS[0]: "good", STANDINGS[3]: "bad"}.get(where, "quiet")
    return f'<span class="{colour}">{escape(visible(row.verdict))}</span> <span class="quiet">({where})</span>'


def _table(contents: Contents, known: set[str]) -> Iterator[str]:
    """All rows in one table, with filters, to be unfolded."""
    yield f'<section id="all"><details><summary><h2>All {plural(len(contents.rows), "row")} in one table</h2></summary>'
    yield from _filters(contents)
    names = ("result", "instance", "claim", "evidence", "verdict")
    heads = "".join(f'<th scope="col">{name}</th>' for name in names)
    yield f'<div class="scroll"><table class="rows"><thead><tr>{heads}</tr></thead><tbody>'
    for row in contents.rows:
        group = f'data-group="{escape(matrix.group(row.result))}" data-evidence="{escape(row.evidence)}"'
        cells = zip(names, _cells(row, contents, known), strict=True)
        line = "".join(f'<td data-name="{n}">{cell}</td>' for n, cell in cells)
        yield f"<tr {group}>{line}</tr>"
    yield "</tbody></table></div></details></section>"


def _cells(row: Demonstration, contents: Contents, known: set[str]) -> Sequence[str]:
    name = escape(row.result)
    evidence = escape(row.evidence)
    if row.certificate and row.sha256:
        evidence += f' <a href="#c-{_anchor(row.certificate)}"><code>{escape(row.sha256[:8])}</code></a>'
    said, told = contents.certified(row), html(readable(row.claim))
    if said is not None:
        told = f'{html(readable(said))}<br><span class="quiet">recorded in the folder: {told}</span>'
    return (
        f'<a href="#{name}">{name}</a>' if row.result in known else name,
        html(row.instance),
        told,
        evidence,
        _verdict(row),
    )


def _filters(contents: Contents) -> Iterator[str]:
    kinds = sorted({row.evidence for row in contents.rows})
    yield '<form id="filters" hidden aria-label="Filters"><label>Words<input name="words" type="search"></label>'
    groups = [(letters, f"{', '.join(letters)}: {words}") for letters, words in matrix.GROUPS.items()]
    for name, label, options in (
        ("group", "Results", groups),
        ("evidence", "Evidence", [(kind, kind) for kind in kinds]),
    ):
        choices = "".join(f'<option value="{escape(v)}">{escape(text)}</option>' for v, text in options)
        yield f'<label>{label}<select name="{name}"><option value="">all</option>{choices}</select></label>'
    yield '<button type="reset">Show all</button> <span id="left" role="status" class="quiet"></span></form>'
