"""The command `barriers check`: the kernel on files and folders.  It loads nothing that the kernel does not need."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path

import click

from nnbarriers.command.console import JSON, exit_codes, out, progress, tell
from nnbarriers.command.main import fail
from proofs_check import kernel
from proofs_check.verified import program
from theory.exact import BarriersError

__all__ = ["certificates_below", "check_command"]


@click.command(
    "check",
    epilog=exit_codes(
        "all accepted, and at least one seen", one="something rejected (with --verified: not accepted)",
        two="malformed, unsupported, unreadable, or nothing to check; 3 --verified, and a kind without proved checker",
    )
)  # fmt: skip
@click.argument("paths", metavar="PATH…", nargs=-1, required=True)
@click.option("--verified", is_flag=True, help="Use the checker that is proved in Rocq (make verified builds it).")
@JSON
def check_command(paths: tuple[str, ...], verified: bool, as_json: bool) -> None:
    """Check certificates; a folder stands for all .json files below it."""
    below, empty = certificates_below(paths)
    found, verdicts = sorted(below), []
    if verified:
        code = check_verified(found, as_json=as_json)
        if empty:
            fail(f"nothing to check: no .json file in {', '.join(map(str, empty))}", code or 2)
        sys.exit(code)
    with progress(len(found), "checking") as (bar, task):
        for path in found:
            verdicts.append(kernel.check_file(path))
            bar.advance(task)
    if as_json:
        tell(
            [
                {
                    "path": str(path),
                    "kind": v.kind,
                    "result": v.result,
                    "verdict": v.verdict,
                    "condition": v.condition,
                    "sha256": v.sha256,
                    "report": list(v.report),
                }
                for path, v in zip(found, verdicts, strict=True)
            ]
        )
    else:
        for path, v in zip(found, verdicts, strict=True):
            shown = str(path) if str(path).isprintable() else repr(str(path))
            out.print(" ".join(filter(None, (f"{shown}:", v.verdict, v.result, v.sha256))), soft_wrap=True)
            for line in v.report:
                out.print(f"    {line}", soft_wrap=True)
    code = kernel.exit_code(verdicts)
    if empty:  # all else may be accepted, but whoever names a folder means what is in it
        fail(f"nothing to check: no .json file in {', '.join(map(str, empty))}", code or 2)
    sys.exit(code)


def check_verified(found: list[Path], *, as_json: bool) -> int:
    """Say what the proved checker says of files, with the theorem by which a claim holds; return the exit code."""
    try:
        verdicts = program.check_files(found)
    except program.NotBuilt as error:
        raise BarriersError(str(error)) from None
    if as_json:
        tell(
            [
                {
                    "path": str(path),
                    "kind": v.kind,
                    "result": v.result,
                    "verdict": v.verdict,
                    "sha256": v.sha256,
                    "theorem": v.theorem,
                }
                for path, v in zip(found, verdicts, strict=True)
            ]
        )
        return program.exit_code(verdicts)
    for path, v in zip(found, verdicts, strict=True):
        shown = str(path) if str(path).isprintable() else repr(str(path))
        out.print(" ".join(filter(None, (f"{shown}:", v.verdict, v.result, v.sha256))), soft_wrap=True)
        said = {
            "accepted": f"the claim holds by the theorem {v.theorem} (what stands outside its proof: docs/kernel.md)",
            "not accepted": "barriers check, without --verified, says why",
            "not verified": f"no proved checker for kind {v.kind}",
        }.get(v.verdict, v.reason)
        out.print(f"    {said}", soft_wrap=True)
    return program.exit_code(verdicts)


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
