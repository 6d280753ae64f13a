"""One self-contained page of a folder of `barriers demonstrate`: no network, no scripts but its own, nothing hidden.

Everything that comes from files is escaped. The same folder gives the same bytes.
"""

from __future__ import annotations

import json
import shlex
from collections.abc import Iterator
from fractions import Fraction
from html import escape
from importlib.metadata import version
from importlib.resources import files
from typing import Any

from nnbarriers.demonstrations.rows import Demonstration
from nnbarriers.drawing import figures
from nnbarriers.drawing.svg import Picture
from nnbarriers.pages.folder import Contents, StoredCertificate, StoredGame, games_of, slide, standing
from nnbarriers.pages.typeset import html, visible
from nnbarriers.wording import short
from proofs_check.kernel.plays import Run
from theory.results import Result, results

__all__ = ["page"]

POLICY = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:"
GROUPS = (
    ("A", "A: networks"), ("B", "B: minimisers"), ("C", "C: digits"), ("D", "D: linear programs"),
    ("E", "E: what can be computed"), ("JKW", "J, K, W: propositions"), ("X", "X: exit flags"), ("M", "M: solvers"),
    ("T", "T: trust"), ("UV", "U, V: own networks"),
)  # fmt: skip
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


def page(contents: Contents, folder: str) -> str:
    """Return the page of a folder, whose name is used in the commands that it shows."""
    known = {result.id for result in results()}
    strangers = sorted({row.result for row in contents.rows} - known)
    parts = [
        *_head(contents),
        *_filters(contents),
        *_table(contents, known),
        *(line for result in results() for line in _section(result, contents, folder)),
        *(line for name in strangers for line in _stranger(name, contents)),
        "<section><h2 id='claims'>What is not claimed</h2><ul>",
        *(f"<li>{escape(claim)}</li>" for claim in CLAIMS),
        f"</ul></section></main><script>{_asset('report.js')}</script></body></html>\n",
    ]
    return "\n".join(parts)


def _asset(name: str) -> str:
    return files("nnbarriers.pages").joinpath("assets", name).read_text("utf-8")


def _group(name: str) -> str:
    letter = name[:1]
    return next((group for group, _ in GROUPS if letter and letter in group), letter)


def _head(contents: Contents) -> Iterator[str]:
    verdicts = [certificate.verdict.verdict for certificate in contents.certificates.values()]
    accepted, every = verdicts.count("accepted"), len(verdicts)
    counts = ", ".join(f"{count} {name}" for name, count in contents.counts.items())
    yield (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1"><title>Barriers: what was found</title>'
        f'<link rel="icon" href="data:,"><style>{_asset("report.css")}</style></head>'
    )
    yield (
        '<body><a class="skip" href="#results">To the results</a><header><h1>Barriers: what was found, and what'
        " supports it</h1><p>What neural-network training cannot do: instances, built and decided in exact arithmetic."
        f" Of {len(contents.rows)} rows: {counts}; the kernel accepts {accepted} of {every} certificates."
        f" Only what was checked now is established by this page."
        f' <span class="quiet">barriers {escape(version("nnbarriers"))}</span></p>'
        '<p><button type="button" id="theme" hidden>Light or dark</button></p></header><main>'
    )


def _filters(contents: Contents) -> Iterator[str]:
    kinds = sorted({row.evidence for row in contents.rows})
    yield '<form id="filters" hidden aria-label="Filters"><label>Words<input name="words" type="search"></label>'
    for name, label, options in (
        ("group", "Results", GROUPS),
        ("evidence", "Evidence", [(kind, kind) for kind in kinds]),
    ):
        choices = "".join(f'<option value="{escape(v)}">{escape(text)}</option>' for v, text in options)
        yield f'<label>{label}<select name="{name}"><option value="">all</option>{choices}</select></label>'
    yield '<button type="reset">Show all</button> <span id="left" role="status" class="quiet"></span></form>'


def _table(contents: Contents, known: set[str]) -> Iterator[str]:
    names = ("result", "instance", "claim", "evidence", "verdict")
    heads = "".join(f'<th scope="col">{name}</th>' for name in names)
    yield f'<div class="scroll"><table id="results"><thead><tr>{heads}</tr></thead><tbody>'
    for row in contents.rows:
        link = (
            f'<a href="#{escape(row.result)}">{escape(row.result)}</a>' if row.result in known else escape(row.result)
        )
        evidence = escape(row.evidence)
        if row.certificate and row.sha256:
            evidence += f' <a href="#c-{_anchor(row.certificate)}"><code>{escape(row.sha256[:8])}</code></a>'
        said, told = contents.certified(row), html(row.claim)
        claim = told if said is None else f'{html(said)}<br><span class="quiet">recorded in the folder: {told}</span>'
        cells = (link, html(row.instance), claim, evidence, _verdict(row))
        line = "".join(f'<td data-name="{n}">{cell}</td>' for n, cell in zip(names, cells, strict=True))
        group = f'data-group="{escape(_group(row.result))}" data-evidence="{escape(row.evidence)}"'
        yield f"<tr {group}>{line}</tr>"
    yield "</tbody></table></div>"


def _verdict(row: Demonstration) -> str:
    """Return the verdict and what it is worth on this page."""
    where = standing(row)
    colour = {"checked now": "good", "not established": "bad"}.get(where, "quiet")
    return f'<span class="{colour}">{escape(visible(row.verdict))}</span> <span class="quiet">({where})</span>'


def _anchor(name: str) -> str:
    """Return a name for use as an id: letters, digits, and a code for all else."""
    return "".join(c if c.isascii() and c.isalnum() else f"-{ord(c):x}-" for c in name)


def _section(result: Result, contents: Contents, folder: str) -> Iterator[str]:
    name = result.id
    yield f'<section data-result="{name}" data-group="{_group(name)}">'
    yield f'<h2 id="{name}">{name} · {escape(result.title)}</h2>'
    yield f'<p class="statement">{html(result.statement)}</p>'
    if picture := figures.illustration(name):
        yield _figure(picture)
    differs = f'<span class="quiet">({escape(result.match)}: {html(result.delta)})</span>'
    facts = {
        "source": f"{escape(result.source)} {differs}",
        "evidence": escape(", ".join(result.evidence)),
        "formal": html(result.formal),
        "proof": f"<code>{escape(result.proof)}</code>",
        "tests": f"<code>{escape(result.command)}</code>",
        "to reproduce": f"<code>barriers demonstrate {name} --out {escape(shlex.quote(folder))}</code>",
        "to cite": f"<code>barriers cite {name}</code>",
    }
    yield "<dl>" + "".join(f"<dt>{key}</dt><dd>{value}</dd>" for key, value in facts.items() if value) + "</dl>"
    own = [row for row in contents.rows if row.result == name]
    if plain := [row for row in own if row.certificate not in contents.certificates]:
        items = "".join(f"<li>{html(row.instance)}: {html(row.claim)} – {_verdict(row)}</li>" for row in plain)
        yield f"<h3>Instances</h3><ul>{items}</ul>"
    for row in own:
        if row.certificate in contents.certificates:
            yield from _certificate(row, contents, folder)
    yield "</section>"


def _first(row: Demonstration, contents: Contents) -> bool:
    """Whether this is the first row of a certificate that several rows share: only there it is shown in full."""
    return next(other for other in contents.rows if other.certificate == row.certificate) is row


def _stranger(name: str, contents: Contents) -> Iterator[str]:
    """A section for rows whose result the registry does not know: files that the kernel does not accept."""
    yield f"<section><h2>{escape(name)} · not in the registry</h2><ul>"
    for row in contents.rows:
        if row.result == name:
            yield f"<li>{html(row.instance)}: {html(row.claim)} – {_verdict(row)}</li>"
    yield "</ul></section>"


def _certificate(row: Demonstration, contents: Contents, folder: str) -> Iterator[str]:
    certificate, first = contents.certificates[str(row.certificate)], _first(row, contents)
    verdict, anchor = certificate.verdict, _anchor(certificate.name)
    path = escape(shlex.quote(f"{folder}/{certificate.name}"))
    said, told = contents.certified(row), f"{html(row.instance)}: {html(row.claim)}"
    heading = told if said is None else html(said)
    words = "" if said is None else f'<p class="quiet">Recorded in the folder: {told}</p>'
    if not first:
        link = f'<a href="#c-{anchor}">{escape(certificate.name)}</a>'
        yield f"<h3>{heading}</h3>{words}<p>By the certificate {link}.</p>"
        return
    yield f'<article><h3 id="c-{anchor}">{heading}</h3>{words}'
    told = "".join(f"<li>{html(line)}</li>" for line in verdict.report)
    colour = "good" if verdict.verdict == "accepted" else "bad"
    yield (
        f'<details class="file"><summary><span class="{colour}">{escape(verdict.verdict)}</span>'
        f" {escape(certificate.name)}</summary>"
        f"<ul>{told}</ul><p>SHA-256 <code>{escape(str(verdict.sha256))}</code><br>"
        f"<code>python -m proofs_check.kernel {path}</code></p></details>"
    )
    if certificate.body.get("kind") == "instability":
        yield from _slider(certificate, anchor)
    if certificate.body.get("kind") == "defeat":
        games = games_of(certificate.body)
        limit = Fraction(certificate.body["claim"]["limit"])
        bars = [(game.name, game.low, game.high) for game in games]
        alt = "Probability of success: " + ", ".join(f"{_between(low, high)} on {name}" for name, low, high in bars)
        yield _figure(figures.successes(alt, bars, limit, title="Success on each input"))
        yield from (_tree(game) for game in games)
    yield "</article>"


def _figure(picture: Picture) -> str:
    return f"<figure>{picture.svg.strip()}<figcaption>{html(picture.alt)}.</figcaption></figure>"


def _slider(certificate: StoredCertificate, anchor: str) -> Iterator[str]:
    """The points of a network on a slider for t, s = 0 or 1; failing points were decided exactly, for every t shown."""
    found = slide(certificate.body)
    mask, n = found.failing[found.s][found.start], len(found.failing[0][0])
    bars = []
    for k, bit in enumerate(mask, 1):
        x = 40 + 640 * (k - 1) / max(1, n - 1)
        height, colour, y = (26, "#D55E00", 8) if bit == "1" else (9, "#0072B2", 8)
        wide = max(1.1, min(6, 500 / n))
        bars.append(f'<rect class="tick" x="{x:.1f}" y="{y}" width="{wide:.1f}" height="{height}" fill="{colour}"/>')
    part = float(found.times[found.start] / found.radius)
    balls = []
    for row, k in enumerate(found.shown):
        bad = mask[k - 1] == "1"
        balls.append(
            f'<g class="ball" data-k="{k}" transform="translate(0 {74 + 24 * row})">'
            f'<text x="60" y="4" text-anchor="end">k = {k}</text>'
            '<path d="M110 0H610M110 -5v10M610 -5v10M360 -3v6" style="stroke:var(--ink)"/>'
            f'<g class="at" transform="translate({360 + 250 * part:.1f} 0)"><circle class="disc" r="6"'
            f' fill="{"#D55E00" if bad else "#0072B2"}"/></g><text class="word" x="630" y="4">'
            f"{'fails' if bad else 'right'}</text></g>"
        )
    height = 74 + 24 * len(found.shown)
    alt = f"All {n} points, tall where the network fails, and {len(found.shown)} balls of radius r magnified"
    said = f"{mask.count('1')} of {n} points fail at t = {short(found.times[found.start])}, s = {found.s}"
    data = {
        "times": [short(t) for t in found.times],
        "parts": [round(float(t / found.radius), 4) for t in found.times],
        "failing": found.failing,
    }
    radios = "".join(
        f'<label><input type="radio" name="s-{anchor}" value="{s}"{" checked" if s == found.s else ""}>'
        f"<span>η<sub>{s},t</sub> = t e<sub>1</sub>{' − δ e<sub>2</sub>' if s else ''}</span></label>"
        for s in (0, 1)
    )
    yield (
        '<div class="slide"><div class="controls" hidden>'
        f"<fieldset><legend>The perturbation</legend>{radios}</fieldset>"
        f'<label for="t-{anchor}">t, from −r to r (r {short(found.radius)})</label>'
        f'<input type="range" id="t-{anchor}" min="0" max="{len(found.times) - 1}" value="{found.start}"></div>'
    )
    yield (
        f'<output aria-live="polite">{escape(said)}</output><svg viewBox="0 0 720 {height}" role="img" font-size="12"'
        f' font-family="system-ui, sans-serif" fill="var(--ink)"><title>{escape(alt)}</title>'
        f'<text x="40" y="54">k = 1</text><text x="680" y="54" text-anchor="end">k = {n}</text>'
        f"{''.join(bars)}{''.join(balls)}</svg>"
        f'<p class="quiet">{escape(alt)}. For each t shown, failing was decided exactly.</p>'
        f'<script type="application/json">{_json(data)}</script></div>'
    )


def _json(data: dict[str, Any]) -> str:
    """Return JSON that cannot end a script element."""
    return json.dumps(data, separators=(",", ":"), ensure_ascii=False).replace("<", "\\u003c")


def _tree(game: StoredGame) -> str:
    """Return the coin tree of the runs on one input, to be unfolded."""
    runs = {run.bits: (run, success) for run, success in game.runs}
    said = f"All runs on {escape(game.name)}: success {_between(game.low, game.high)}"
    return f"<details><summary>{said}</summary>{_branch('', runs)}</details>"


def _between(low: Fraction, high: Fraction) -> str:
    """Return an enclosure in words."""
    return str(low) if low == high else f"between {low} and {high}"


def _branch(bits: str, runs: dict[str, tuple[Run, bool | None]]) -> str:
    if bits in runs:
        return _leaf(*runs[bits])
    weight = Fraction(1, 2 ** (len(bits) + 1))
    return "".join(
        f"<details><summary>coin {len(bits) + 1} shows {coin} (probability {weight})</summary>"
        f"{_branch(bits + coin, runs)}</details>"
        for coin in "01"
    )


def _leaf(run: Run, success: bool | None) -> str:
    words = {True: ("good", "right"), False: ("bad", "wrong"), None: ("quiet", "not known")}
    colour, said = words[success]
    if run.output is None:
        said = f"left open: {run.left_open} cut it" if run.left_open else "no output"
    reads = [f"evaluation {k} at level {n}: {short(value)}" for k, n, value in run.reads]
    more = f"<li>and {len(reads) - 12} more</li>" if len(reads) > 12 else ""
    listed = f"<ul>{''.join(f'<li>{escape(r)}</li>' for r in reads[:12])}{more}</ul>" if reads else ""
    answer = "" if run.output is None else f" – answers ({escape(', '.join(short(v) for v in run.output[:12]))})"
    before = f", after {len(reads)} readings" if reads else ""
    return (
        f'<span class="leaf"><span class="{colour}">{said}</span>, weight {run.weight}{before}{answer}{listed}</span>'
    )
