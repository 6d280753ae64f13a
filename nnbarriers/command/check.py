"""The command `barriers check`: the kernel on files and folders.  It loads nothing that the kernel does not need."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import click
from rich.text import Text

from nnbarriers.certificates import said
from nnbarriers.command.console import JSON, coloured, exit_codes, out, progress, tell, watched
from nnbarriers.command.main import fail
from proofs_check import kernel
from proofs_check.kernel import Verdict
from proofs_check.verified import program
from proofs_check.verified.program import Proved
from theory.exact import BarriersError

__all__ = ["certificates_below", "check_command"]

SHORT = 8
"""So many digits of a SHA-256 tell certificates apart in a list; all of it is told with -v."""


@click.command(
    "check",
    epilog=exit_codes(
        "all accepted, and at least one seen", one="something rejected (with --verified: not accepted)",
        two="malformed, unsupported, unreadable, or nothing to check; 3 --verified, and a kind without proved checker",
    )
)  # fmt: skip
@click.argument("paths", metavar="PATH…", nargs=-1, required=True)
@click.option("--verified", is_flag=True, help="Use the checker that is proved in Rocq (make verified builds it).")
@click.option("-v", "--verbose", is_flag=True, help="Of each certificate its SHA-256, and what was checked.")
@JSON
def check_command(paths: tuple[str, ...], verified: bool, verbose: bool, as_json: bool) -> None:
    """Check certificates; a folder stands for all .json files below it.

    A line for each: the verdict, the result that it is an instance of, the first digits of its SHA-256, the file.
    """
    below, empty = certificates_below(paths)
    found = sorted(below)
    code = proved(found, verbose, as_json) if verified else checked(found, verbose, as_json)
    if empty:  # all else may be accepted, but whoever names a folder means what is in it
        fail(f"nothing to check: no .json file in {', '.join(map(str, empty))}", code or 2)
    sys.exit(code)


def checked(found: Sequence[Path], verbose: bool, as_json: bool) -> int:
    """Say what the kernel says of files; return the exit code."""
    with progress(len(found), "checking") as (bar, task):
        names = (f"checking {path.name}" for path in found)
        verdicts = list(watched(bar, task, names, map(kernel.check_file, found)))
    if as_json:
        tell([{"path": str(path), **as_told(v)} for path, v in zip(found, verdicts, strict=True)])
    else:
        listed(found, verdicts, word, lambda v: v.report, verbose, "-v tells what was checked")
    return kernel.exit_code(verdicts)


def as_told(v: Verdict) -> dict[str, Any]:
    """Return the machine output of a verdict."""
    names = ("kind", "result", "verdict", "condition", "sha256")
    return {name: getattr(v, name) for name in names} | {"report": list(v.report)}


def word(v: Verdict) -> str:
    """Return the verdict in one word: the kernel's, or "vacuous" if what is accepted shows nothing."""
    return said(v).partition(":")[0]


PROVED = "barriers check, without --verified, says which claims are vacuous"


def proved(found: Sequence[Path], verbose: bool, as_json: bool) -> int:
    """Say what the proved checker says of files, with the theorem by which a claim holds; return the exit code."""
    try:
        verdicts = program.check_files(found)
    except program.NotBuilt as error:
        raise BarriersError(str(error)) from None
    if as_json:
        names = ("kind", "result", "verdict", "sha256", "theorem", "reason")
        tell(
            [
                {"path": str(path), **{name: getattr(v, name) for name in names}}
                for path, v in zip(found, verdicts, strict=True)
            ]
        )
    else:
        listed(found, verdicts, lambda v: v.verdict, reasons, verbose, PROVED)
    return program.exit_code(verdicts)


def reasons(v: Proved) -> tuple[str, ...]:
    """Return what is to be said of a verdict of the proved checker."""
    known = {
        "accepted": f"the claim holds by the theorem {v.theorem} (what stands outside its proof: docs/kernel.md)",
        "not accepted": "barriers check, without --verified, says why",
        "not verified": f"no proved checker for kind {v.kind!r:.60}",
    }
    return (known.get(v.verdict) or v.reason or "no reason is known",)


def listed(
    found: Sequence[Path], verdicts: Sequence[Any], verdict: Callable[[Any], str],
    report: Callable[[Any], tuple[str, ...]], verbose: bool, more: str,
) -> None:  # fmt: skip
    """Print a line for each file, with the reason if it is not accepted, and how many there are of each verdict."""
    words = [verdict(v) for v in verdicts]
    wide, result = max(map(len, words), default=0), max((len(v.result or "–") for v in verdicts), default=0)
    for path, v, name in zip(found, verdicts, words, strict=True):
        shown = str(path) if str(path).isprintable() else repr(str(path))
        digest = v.sha256 or "–"
        line = f"  {v.result or '–':<{result}}  {digest if verbose else digest[:SHORT]:<{SHORT}}  {shown}"
        if v.verdict != "accepted" and not verbose:
            line += f": {report(v)[0]}"
        elif isinstance(v, Proved) and not verbose:
            line += f": {v.theorem}"
        out.print(Text.assemble(coloured(name, width=wide), line), soft_wrap=True, hang=4)
        for what in report(v) if verbose else ():
            out.print(f"    {what}", soft_wrap=True, hang=2)
    counts = sorted(Counter(words).items(), key=lambda pair: (pair[0] != "accepted", pair[0]))
    if counts:
        told = Text(", ").join(Text.assemble(f"{count} ", coloured(name)) for name, count in counts)
        out.print(told if verbose else told + f"; {more}", soft_wrap=True)


def certificates_below(paths: Iterable[str]) -> tuple[set[Path], list[Path]]:
    """Return the named files with all .json files in the named folders, and the folders that hold none.

    Links to folders are not followed.  A folder that cannot be read is among the files, so that it gets a verdict.
    """
    found: set[Path] = set()
    empty = []
    for path in map(named, paths):
        if not path.is_dir():
            found.add(path)
            continue
        shut: list[OSError] = []
        walk = os.walk(path, onerror=shut.append)
        below = {Path(folder, name) for folder, _, names in walk for name in names if name.endswith(".json")}
        below |= {Path(error.filename) for error in shut}
        found |= below
        if not below:
            empty.append(path)
    return found, empty


def named(path: str) -> Path:
    """Return a path; an empty text, such as a shell's unset variable, would be taken for the folder one is in."""
    if not path:
        raise BarriersError("nothing to check: a path is empty; for the folder you are in, say .")
    return Path(path)
