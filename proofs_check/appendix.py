r"""For papers: the certified numbers of a folder as LaTeX macros, and an appendix on how to reproduce them.

No LaTeX package is needed. `\barriers{NAME}{FIELD}` is the number of a field of the claim of certificate NAME.json; a
name that is not there stops LaTeX. Only certificates that the kernel accepts now have macros.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib.metadata import version
from typing import Any

from proofs_check.exhibits import Exhibit, Visit
from proofs_check.rows import short
from proofs_check.typeset import latex
from theory.exact import BarriersError, rational
from theory.results import find

__all__ = ["appendix", "macros"]

LOOKUP = r"""\def\barriers#1#2{\expandafter\ifx\csname barriers@#1@#2\endcsname\relax
  \errmessage{Barriers: no certified number #2 of #1}\else\csname barriers@#1@#2\endcsname\fi}"""


def macros(visit: Visit) -> str:
    """Return the definitions, one certified number a line."""
    lines = ["% Certified numbers; use them as \\barriers{CERTIFICATE}{FIELD}. Long rationals are rounded: the exact"]
    lines += ["% ones are in the certificates.", LOOKUP]
    for exhibit in _accepted(visit):
        for field, text in _numbers(exhibit):
            lines.append(rf"\expandafter\def\csname barriers@{_stem(exhibit)}@{field}\endcsname{{{text}}}")
    return "\n".join(lines) + "\n"


def appendix(visit: Visit, folder: str) -> str:
    """Return a section for a paper: macros, commands, what was found, certificates with their hashes."""
    return "\n".join([macros(visit), *_section(visit, folder)]) + "\n"


def _section(visit: Visit, folder: str) -> Iterator[str]:
    yield r"\section*{Reproducibility}"
    yield (
        f"All instances were built and decided in exact arithmetic by Barriers~{latex(version('barriers'))}. Statements"
        " for all networks and all algorithms rest on their proofs; the certificates below establish instances, and are"
        r" checked by a program of the standard library of Python alone (\texttt{python -m proofs\_check.kernel FILE})."
    )
    yield r"\begin{verbatim}"
    yield f"barriers demonstrate --out {folder}"
    yield f"barriers check {folder}"
    yield r"\end{verbatim}"
    yield r"\begin{description}"
    for row in visit.rows:
        try:
            title = find(row.result).title
        except BarriersError:
            continue
        hashed = ""
        if row.certificate in visit.exhibits:
            hashed = rf" \texttt{{{latex(row.certificate)}}}, SHA-256 \texttt{{{_broken(str(row.sha256))}}}."
        yield (
            rf"\item[{latex(row.result)}] {latex(title)}. {latex(row.instance)}: {latex(row.claim)}."
            f" {latex(row.evidence).capitalize()}, {latex(row.verdict)}.{hashed}"
        )
    yield r"\end{description}"


def _accepted(visit: Visit) -> list[Exhibit]:
    return [exhibit for exhibit in visit.exhibits.values() if exhibit.verdict.verdict == "accepted"]


def _stem(exhibit: Exhibit) -> str:
    """Return the certificate's name without ending; characters that LaTeX would not take in a name become hyphens."""
    stem = exhibit.name.removesuffix(".json")
    return "".join(c if c.isascii() and (c.isalnum() or c in "-.") else "-" for c in stem)


def _numbers(exhibit: Exhibit) -> Iterator[tuple[str, str]]:
    for field, value in sorted(exhibit.body["claim"].items()):
        if (text := _number(field, value)) is not None:
            yield field.replace("_", "-"), text
    yield "sha256", _broken(str(exhibit.verdict.sha256))


def _number(field: str, value: Any) -> str | None:
    """Return a number or a hash for LaTeX; None for what is neither."""
    if isinstance(value, bool) or not isinstance(value, int | str):
        return None
    if isinstance(value, int):
        return str(value)
    if field.endswith("_sha256"):
        return _broken(value)
    try:
        text = short(rational(value))
    except BarriersError:
        return None
    if not text.startswith("≈"):
        return text
    head, _, exponent = text[1:].partition("e")
    power = rf"\cdot10^{{{int(exponent)}}}" if exponent else ""
    return rf"\ensuremath{{\approx {head}{power}}}"


def _broken(digest: str) -> str:
    """Return a hash that may be broken over lines."""
    return r"\allowbreak ".join(digest[i : i + 16] for i in range(0, len(digest), 16))
