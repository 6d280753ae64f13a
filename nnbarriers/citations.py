"""`cite` and `result`: the registry's entries, and what to cite for them in papers."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from importlib.metadata import version
from pathlib import Path

from constructions.files import read_bytes, strict_json
from nnbarriers.arguments import entries
from nnbarriers.certificates import named_path, said
from proofs_check.evidence import FILE
from proofs_check.kernel import check_file
from theory.exact import BarriersError, shown
from theory.results import Result, find
from theory.results import results as registry

__all__ = ["cite", "result", "results"]

SHOWN = {"A3": ("A3", "A4")}
"""Whose certificates say more than the result's own."""
MOST = 8
"""So many certificates of a result are cited, unless they are named."""
SPECIAL = {letter: f"\\{letter}" for letter in "_&%#$"} | {letter: rf"\{letter}{{}}" for letter in "^~"}
SPECIAL |= {"\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}"}
"""What LaTeX reads as something else; BibTeX counts braces, escaped or not, so that these must be words."""


def result(name: str) -> Result:
    """Return an entry of the registry by its ID: statement, source, builders, proof, evidence.

    Raises `BarriersError` for an unknown ID.

    See also: `results`, `cite`; `barriers results ID`, which prints all of it.

    >>> import nnbarriers as nb
    >>> nb.result("A3").title
    'Universal instability of fixed architectures'
    """
    if not isinstance(name, str):
        raise BarriersError(f'result takes the ID of a result, such as "A3", got {type(name).__name__}')
    return find(name)


def results() -> tuple[Result, ...]:
    """Return all entries of the registry, in its order.

    See also: `result`; `barriers results`, the table.

    >>> import nnbarriers as nb
    >>> nb.results()[3]
    <Result: A3, Universal instability of fixed architectures>
    """
    return registry()


def cite(*names: str, certificates: Iterable[str | os.PathLike[str]] = (), latex: bool = False) -> str:
    """Return what to cite for results: papers, software and certificates, as BibTeX.

    Parameters: `names`, IDs of results; `certificates`, paths of certificates of theirs (by default those in out/);
    `latex`, one line of LaTeX for each result instead. Raises `BarriersError` for unknown IDs, and for a file that is
    no accepted certificate of one of them.

    See also: `result`; `barriers cite`; docs/citing.md.

    >>> import nnbarriers as nb
    >>> "2109.06098" in nb.cite("A3")
    True
    """
    if not names:
        raise BarriersError('cite takes IDs of results, such as "A3"; nnbarriers.results() has them')
    given = entries(certificates, "certificates takes a list of paths", 1000)
    paths = tuple(named_path(path, "certificates") for path in given)
    if not isinstance(latex, bool):
        raise BarriersError(f"latex is True or False, got {shown(latex)}")
    cited = [(found, dict(certificates_of(found, paths))) for found in dict.fromkeys(map(result, names))]
    known = {path for _, found in cited for path in found}
    for path in paths:
        if path not in known:
            raise BarriersError(not_cited(path, [found.id for found, _ in cited]))
    release, most = version("nnbarriers"), len(paths) or MOST
    lines = (
        [sentence(one, found, release, most) for one, found in cited] if latex else bibliography(cited, release, most)
    )
    return "\n".join(lines) + "\n"


def sentence(result: Result, found: dict[Path, str], release: str, most: int) -> str:
    """Return a line of LaTeX that names a result, its certificates, and how to check them."""
    hashes = ", ".join(rf"\texttt{{{digest}}}" for digest in list(found.values())[:most])
    hashes += f" and {len(found) - most} more" if len(found) > most else ""
    rest = f", certificate{'s' * (len(found) > 1)} SHA-256 {hashes}" if found else ""
    rest += r" (check: \texttt{barriers check})" if found else ""
    instances = rf"instances: \texttt{{{result.demonstration}}}"
    return f"Result~{result.id} ({escaped(result.title)}) of Barriers~{release}{rest}; {instances}."


def bibliography(cited: Sequence[tuple[Result, dict[Path, str]]], release: str, most: int) -> list[str]:
    """Return the entries of BibTeX, no key twice, and in comments what is cited and how it is checked."""
    papers = "\n\n".join(result.bibtex for result, _ in cited if result.bibtex)
    lines = [f"% {result.id}: {result.title} ({result.match}: {result.delta})" for result, _ in cited if result.bibtex]
    lines += dict.fromkeys(papers.split("\n\n") if papers else [])
    told = "; ".join(f"{result.id}: {escaped(result.title)}" for result, _ in cited)
    lines += ["@software{Barriers,\n  title   = {Barriers},\n  author  = {{The Barriers authors}},"]
    lines[-1] += f"\n  version = {{{release}}},\n  note    = {{Result{'s' * (len(cited) > 1)} {told}}},\n}}"
    for result, found in cited:
        for path, digest in list(found.items())[:most]:
            name = plain(path.name if path.is_absolute() else path.as_posix())  # not where it lies on this machine
            lines += [f"% certificate {name}: SHA-256 {digest}", f"% to check: barriers check {name}"]
        if len(found) > most:
            lines += [
                f"% and {len(found) - most} more certificates; to cite others: --certificate PATH, certificates=[PATH]"
            ]
        lines += [f"% instances, built and checked anew: {result.demonstration}"]
        lines += [f"% to test, in a checkout of Barriers {release} after make .venv/with-test: {result.command}"]
    return lines


def certificates_of(result: Result, paths: tuple[Path, ...]) -> Iterator[tuple[Path, str]]:
    """Yield the certificates of a result with their hashes, out of these paths or, if there are none, those in out/."""
    wanted = SHOWN.get(result.id, (result.id,))
    for path in paths or (path for path in sorted(FILE.parent.glob("*.json")) if claimed(path) in wanted):
        verdict = check_file(path)
        if said(verdict) == "accepted" and verdict.result in wanted:
            yield path, str(verdict.sha256)


def not_cited(path: Path, names: Sequence[str]) -> str:
    """Return why a file is no certificate of these results."""
    if not os.path.exists(path):  # noqa: PTH110 (False for names that no file can have)
        return f"{path}: no such file"
    verdict = check_file(path)
    of = f" as one of {verdict.result}" if verdict.result else ""
    return f"{path} is not a certificate of {' or '.join(names)}: it is {verdict.verdict}{of}"


def claimed(path: Path) -> str | None:
    """Return the result that a file says to certify, which saves checking those of others; None if it says none."""
    try:
        body = strict_json(read_bytes(path), path.name)
    except BarriersError:
        return None
    name = body.get("result") if isinstance(body, dict) else None
    return name if isinstance(name, str) else None


def plain(name: str) -> str:
    """Return a file's name with "?" for what BibTeX or a shell might read as something else; a shell finds it so.

    >>> plain("u@misc{x, y.json")
    'u?misc?x,?y.json'
    """
    return re.sub(r"[^\w./,+=:-]", "?", name, flags=re.ASCII)


def escaped(text: str) -> str:
    r"""Return text with LaTeX's special characters escaped.

    >>> print(escaped("50% of A_1"))
    50\% of A\_1
    >>> print(escaped(r"\{x^2}"))
    \textbackslash{}\textbraceleft{}x\^{}2\textbraceright{}
    """
    return "".join(SPECIAL.get(letter, letter) for letter in text)
