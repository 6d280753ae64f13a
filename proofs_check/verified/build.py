"""Prove the checker and build it from source: `python3 proofs_check/verified/build.py`, or `make verified`.

In a fresh folder, with the files of `proofs_check/rocq` that it rests on, and with the same checks (`build.py` there):

1. the sources are read: nothing may be admitted or postulated, and only `Extract.v` says what OCaml puts for what;
2. they are compiled, and what is extracted is `checker.ml`;
3. each theorem of `theorems.txt` is closed under the global context, and states what `statements.txt` says it does;
4. `coqchk` checks the compiled files again and finds no axiom (not with `--quick`);
5. `checker.ml` and the driver `main.ml` are compiled to the program, with Zarith.

Exit code 0: the program is there. 1: refused, with the reason. 2: no Rocq or no OCaml here (as root, apt-get installs
them). What stands outside the proof is listed in docs/kernel.md.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parents[1]))

from proofs_check.rocq import build as rocq  # noqa: E402 (this file is run as a script, too)
from proofs_check.verified.program import PROGRAM, digest, record  # noqa: E402

PACKAGES = ("ocaml", "ocaml-findlib", "libzarith-ocaml-dev")
TEXTS = "From Coq Require Ascii String. Import Ascii.AsciiSyntax String.StringSyntax."
"""Texts are printed as such."""
LINK = "ocamlfind ocamlopt -inline 200 -w -a -package zarith,unix -linkpkg"
COMPILE = f"{LINK} checker.mli checker.ml main.ml -o checker"
EXTRACT = "Extract.v"
OUTSIDE = (EXTRACT, "main.ml")


def needed(folder: Path, proofs: Path) -> list[str]:
    """Return the files of `proofs` that the sources in a folder rest on, in the order of their project."""
    found: set[str] = set()
    asked = [folder / file for file in rocq.project(folder)]
    while asked:
        named = rocq.imported(asked.pop().read_text())
        new = {file for file in named if (proofs / file).is_file()} - found
        found |= new
        asked += [proofs / file for file in new]
    return [file for file in rocq.project(proofs) if file in found]


def links() -> bool:
    """Whether OCaml makes a program with Zarith: Rocq's package brings one that is found, but cannot be built upon."""
    if not shutil.which("ocamlfind"):
        return False
    with tempfile.TemporaryDirectory() as place:
        (Path(place) / "number.ml").write_text("let () = print_string (Z.to_string (Big_int_Z.unit_big_int))\n")
        command = [*LINK.split(), "number.ml", "-o", "number"]
        done = subprocess.run(command, cwd=place, capture_output=True, check=False)  # noqa: S603
    return done.returncode == 0


def installed() -> None:
    """Install OCaml and Zarith if they are missing; raises `NoRocq` where that is not possible."""
    rocq.installed()
    if links():
        return
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        raise rocq.NoRocq(f"OCaml's Zarith is not installed (on Debian: apt-get install {' '.join(PACKAGES)})")
    try:
        rocq.run(["apt-get", "update", "-q"], HERE)
        rocq.run(["apt-get", "-o", f"DPkg::Lock::Timeout={rocq.PATIENCE}", "install", "-qy", *PACKAGES], HERE)
    except rocq.Refused as failure:
        raise rocq.NoRocq(str(failure)) from failure


def read(folder: Path, files: list[str], proofs: Path, below: list[str]) -> None:
    """Refuse sources that assume something, or say outside `Extract.v` what OCaml puts for what."""
    for place, file in [*((proofs, file) for file in below), *((folder, file) for file in files)]:
        source = (place / file).read_text()
        if found := list(rocq.assumptions(source)):
            raise rocq.Refused(f"{file}: {', '.join(found)}")
        if file != EXTRACT and re.search(r"\bExtr(?:act|Ocaml|Haskell)", rocq.code(source)):
            raise rocq.Refused(f"{file}: only {EXTRACT} may extract")
    if clash := set(below) & set(files):
        raise rocq.Refused(f"files of one name: {', '.join(sorted(clash))}")


def outside(folder: Path, pins: Path, *, write: bool) -> None:
    """Check what stands outside the proofs, `Extract.v` and `main.ml`, against their digests among the statements."""
    found = "".join(f"{file} {hashlib.sha256((folder / file).read_bytes()).hexdigest()}\n" for file in OUTSIDE)
    place = pins.with_name("outside.txt")
    if write:
        place.write_text(found)
    elif not place.is_file() or place.read_text() != found:
        raise rocq.Refused(f"{' or '.join(OUTSIDE)} is not the one of {place.name}: read it, then run build.py --write")


def build(
    folder: Path = HERE, proofs: Path = rocq.HERE, *, quick: bool = False, write: bool = False,
    program: Path = PROGRAM, keep: Path | None = None,
) -> list[str]:  # fmt: skip
    """Check everything, leave the program there and return the theorems; raises `Refused` or `NoRocq`."""
    program.unlink(missing_ok=True)  # an old one is none of these sources
    sources = digest(folder, proofs)
    files, names = rocq.project(folder), rocq.theorems(folder)
    below = needed(folder, proofs)
    read(folder, files, proofs, below)
    installed()
    with tempfile.TemporaryDirectory() as place:
        fresh = Path(place)
        for file in below:
            shutil.copy(proofs / file, fresh)
        for file in [*files, "main.ml"]:
            shutil.copy(folder / file, fresh)
        rocq.compile_files([*below, *files], fresh, ["-w", "-notation-overridden,-extraction"])
        own = [file for file in files if file != EXTRACT]
        pins = folder / rocq.STATEMENTS
        outside(fresh, pins, write=write)
        rocq.at_once(rocq.checks(names, [*below, *own], fresh, pins, quick=quick, write=write, also=TEXTS))
        rocq.run(COMPILE.split(), fresh)
        program.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(fresh / "checker", program)
        program.with_suffix(".sources").write_text(record(digest(folder, proofs) if write else sources, program))
        if keep:
            rocq.keep_files([*below, *files], fresh, keep)
    return names


def main(arguments: list[str] | None = None) -> int:
    """Run the command and return its exit code."""
    parser = argparse.ArgumentParser(description="Prove the checker of certificates and build it from source.")
    parser.add_argument("folder", nargs="?", type=Path, default=HERE, help="where the sources are (default: here)")
    parser.add_argument("--quick", action="store_true", help="leave out the second check, by coqchk")
    parser.add_argument(
        "--write", action="store_true", help=f"write {rocq.STATEMENTS} anew instead of comparing with it"
    )
    parser.add_argument(
        "--program", type=Path, help="where to leave the program (default: out/verified, of other sources with them)"
    )
    parser.add_argument("--keep", type=Path, metavar="PLACE", help="leave the sources and the compiled files there")
    given = parser.parse_args(arguments)
    given.program = given.program or (PROGRAM if given.folder.resolve() == HERE else given.folder / "checker")
    try:
        names = build(given.folder, quick=given.quick, write=given.write, program=given.program, keep=given.keep)
    except (rocq.Refused, rocq.NoRocq) as reason:
        refused = isinstance(reason, rocq.Refused)
        print(f"refused: {reason}" if refused else reason, file=sys.stderr)  # noqa: T201
        return 1 if refused else 2
    for name in names:
        print(f"proved   {name}: {rocq.CLOSED.lower()}")  # noqa: T201
    print(f"built    {given.program}")  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main())
