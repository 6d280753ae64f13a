r"""For papers: the certified numbers of a folder as LaTeX macros, and an appendix on how to reproduce them.

No LaTeX package is needed. `\barriers{NAME}{FIELD}` is a number of the claim of certificate NAME.json, such as
`failing`, `t-interval-1` or `inputs-2-low`; a name that is not there stops LaTeX. Only certificates that the kernel
accepts now have macros.
"""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from importlib.metadata import version
from typing import Any

from nnbarriers.pages.folder import Contents, StoredCertificate, standing
from nnbarriers.pages.typeset import latex
from nnbarriers.wording import short
from theory.exact import BarriersError, rational
from theory.results import find

__all__ = ["appendix", "macros"]

LOOKUP = r"""\def\barriers#1#2{\expandafter\ifx\csname barriers@#1@#2\endcsname\relax
  \errmessage{Barriers: no certified number #2 of #1}\else\csname barriers@#1@#2\endcsname\fi}"""


def macros(contents: Contents) -> str:
    """Return the definitions, one certified number a line; raises `BarriersError` if two files would share theirs."""
    lines = ["% Certified numbers; use them as \\barriers{CERTIFICATE}{FIELD}. Long rationals are rounded: the exact"]
    lines += ["% ones are in the certificates.", LOOKUP]
    names: dict[str, str] = {}
    for certificate in _accepted(contents):
        other = names.setdefault(_stem(certificate), certificate.name)
        if other != certificate.name:
            raise BarriersError(
                f"{other} and {certificate.name} would share the macros of {_stem(certificate)}: rename one"
            )
        for field, text in _numbers(certificate):
            lines.append(rf"\expandafter\def\csname barriers@{_stem(certificate)}@{field}\endcsname{{{text}}}")
    return "\n".join(lines) + "\n"


def appendix(contents: Contents, folder: str) -> str:
    """Return a section for a paper: macros, commands, what was found, certificates with their hashes."""
    return "\n".join([macros(contents), *_section(contents, folder)]) + "\n"


def _section(contents: Contents, folder: str) -> Iterator[str]:
    yield r"\section*{Reproducibility}"
    yield (
        f"All instances were built and decided in exact arithmetic by Barriers~{latex(version('nnbarriers'))}."
        " Statements for all networks and all algorithms rest on their proofs; the certificates below establish"
        " instances, and are checked by a program of the standard library of Python alone"
        r" (\texttt{python -m proofs\_check.kernel FILE})."
    )
    yield f"Of {len(contents.rows)} rows, " + ", ".join(f"{n} are {name}" for name, n in contents.counts.items()) + "."
    yield "What is recorded in the folder was decided, if it was, when the folder was made, and was not checked again."
    where = shlex.quote(folder)
    for command in (f"barriers demonstrate --out {where}", f"barriers check {where}"):
        yield rf"\par\noindent\texttt{{{_typed(command)}}}"
    yield r"\begin{description}\sloppy"
    for row in contents.rows:
        try:
            title = find(row.result).title
        except BarriersError:
            continue
        hashed = ""
        if row.certificate in contents.certificates:
            hashed = rf" \texttt{{{latex(row.certificate)}}}, SHA-256 \texttt{{{_broken(str(row.sha256))}}}."
        said, told = contents.certified(row), f"{latex(row.instance)}: {latex(row.claim)}."
        if said is not None:
            told = f"{latex(said)}. Recorded in the folder: {told}"
        yield (
            rf"\item[{latex(row.result)}] {latex(title)}. {told}"
            f" {latex(row.evidence)}, {latex(row.verdict)}: {standing(row)}.{hashed}"
        )
    yield r"\end{description}"


def _typed(command: str) -> str:
    """Return a command as it is to be typed: no dashes joined, no quotes turned."""
    return latex(command).replace("--", "-{}-").replace("'", r"\char39{}")


def _accepted(contents: Contents) -> list[StoredCertificate]:
    return [certificate for certificate in contents.certificates.values() if certificate.verdict.verdict == "accepted"]


def _stem(certificate: StoredCertificate) -> str:
    """Return the certificate's name without ending; characters that LaTeX would not take in a name become hyphens."""
    stem = certificate.name.removesuffix(".json")
    return "".join(c if c.isascii() and (c.isalnum() or c in "-.") else "-" for c in stem)


def _numbers(certificate: StoredCertificate) -> Iterator[tuple[str, str]]:
    for field, value in _leaves("", certificate.body["claim"]):
        if (text := _number(field, value)) is not None:
            yield field, text
    yield "sha256", _broken(str(certificate.verdict.sha256))


def _leaves(name: str, value: Any) -> Iterator[tuple[str, Any]]:
    """Yield what a claim says, each with its name: keys, and places in lists, counted from 1, joined by hyphens."""
    if isinstance(value, dict | list):
        parts = sorted(value.items()) if isinstance(value, dict) else enumerate(value, 1)
        for key, part in parts:
            yield from _leaves(f"{name}-{key}".removeprefix("-").replace("_", "-"), part)
    else:
        yield name, value


def _number(field: str, value: Any) -> str | None:
    """Return a number or a hash for LaTeX; None for what is neither."""
    if isinstance(value, bool) or not isinstance(value, int | str):
        return None
    if isinstance(value, int):
        return str(value)
    if field.endswith("-sha256"):
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
