"""Build the machine-checked proofs from scratch, and refuse whatever they would merely assume; standard library only.

Run `python3 proofs_check/rocq/build.py [FOLDER]`, or `make proofs`. In a fresh folder and in this order:

1. the sources are read: nothing may be admitted or postulated, no check of Rocq switched off;
2. the files of `_CoqProject` are compiled by `coqc`, as many at a time as there are processors;
3. `Print Assumptions` must say of each theorem in `theorems.txt` that it is closed under the global context, or, of one
   over the real numbers (in a file `Real….v`), that it rests on exactly the axioms of the standard library's R: on
   `sig_forall_dec` and `functional_extensionality_dep`, and in the files of `COMPLETE` on `sig_not_dec` too;
4. what Rocq prints of these theorems, and of every definition that their statements rest on, must be `statements.txt`
   (`--write` writes it anew: then look at the difference);
5. `coqchk`, Rocq's separate checker, checks the compiled files again (not with `--quick`): it must find no axiom, and
   in those over the real numbers no further one than these three.

With `--keep PLACE` the sources and the compiled files are left there, for the tests.
Exit code 0: all proved. 1: refused, with the reason. 2: no Rocq here (as root it is installed by apt-get).
What the theorems say, and how that differs from the results in words, is for people to judge: see `Audit.md`.
"""

from __future__ import annotations

import argparse
import difflib
import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from functools import partial
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

HERE = Path(__file__).parent
OPTIONS = ["-Q", ".", "Barriers"]
CLOSED = "Closed under the global context"
REAL = re.compile(r"Real\w*")
"""What the names of the files over the real numbers are like; all other files rest on the logic alone."""
ORDER = frozenset({"ClassicalDedekindReals.sig_forall_dec", "FunctionalExtensionality.functional_extensionality_dep"})
"""The axioms on which R and its order rest in the standard library."""
LIMITS = ORDER | {"ClassicalDedekindReals.sig_not_dec"}
"""The axioms with which R is complete: least upper bounds, and so the square root."""
COMPLETE = frozenset({"RealsDigits", "RealsOptimisation", "RealsRecovery", "RealsUncountability"})
"""The files over the real numbers whose theorems need that R is complete."""
STATEMENTS = "statements.txt"
ASSUMING = re.compile(
    r"\b(Admitted|[Aa]dmit|Abort|give_up|Axioms?|Parameters?|Conjectures?|Primitive|Load|Add\s+(?:Rec\s+)?LoadPath"
    r"|Declare\s+(?:(?:ML\s+)?Module|Instance)|bypass_check|Unset\s+(?:Guard|Positivity|Universe)\s+Checking|Definitional\s+UIP)\b"
)
IMPORTED = re.compile(r"From\s+Barriers\s+Require\s+(?:(?:Import|Export)\s+)?([^.]*)\.")
LOCAL = re.compile(r"(Variables?|Hypothes[ie]s|Context)\b")
PREFIX = re.compile(
    r'\s*(?:#\[[^\]]*\]\s*|(?:Local|Global|Polymorphic|Monomorphic|Time|Timeout\s+\d+|Fail|Succeed|Redirect\s*"")(?!\w)\s*)*'
)
PROVED = re.compile(r"\b(?:Theorem|Lemma|Corollary|Proposition|Remark|Fact)\s+([\w']+)")
LONG = 80
"""A definition that prints in more lines contains proofs; of such the digest is kept, and how many lines it is."""
FIELDS = ("OrderedFields", "Archimedean")
"""The files whose notations for ordered fields are used, if they are there."""
READABLE = "From Coq Require Import QArith Qabs List. Import ListNotations. Open Scope Q_scope."
READABLE_REALS = "From Coq Require Import List Reals. Import ListNotations. Open Scope R_scope."


PATIENCE = 300
"""Seconds to wait for another installation, such as the automatic updates of a machine just started."""


class Refused(Exception):
    """The proofs are not accepted; the text says why."""


class NoRocq(Exception):
    """There is no Rocq, and it cannot be installed."""


def code(source: str) -> str:
    """Return a source without its comments, which nest, and without the contents of its strings.

    Raises `Refused` where a comment ends that has not begun, which Rocq may read as a notation, and at an end in a
    comment or a string: behind either nothing more would be read here.

    >>> " ".join(code('Axiom (* no (* really *) "*)" *) x : "Axiom".').split())
    'Axiom x : "".'
    """
    kept: list[str] = []
    depth, quoted = 0, False
    for piece in re.findall(r'\(\*|\*\)|"|.|\n', source):
        if piece == '"':
            quoted = not quoted
        elif quoted:
            continue
        elif piece in ("(*", "*)"):
            depth += 1 if piece == "(*" else -1
            if depth < 0:
                raise Refused(f"a comment ends that has not begun: … {''.join(kept)[-40:].strip()} *)")
            kept.append(" ")
            continue
        if depth == 0:
            kept.append(piece)
    if depth or quoted:
        raise Refused("a source ends in a comment or a string")
    return "".join(kept)


def assumptions(source: str) -> Iterator[str]:
    """Yield what a source postulates, or would let pass unchecked.

    >>> list(assumptions("Section S. Variable x : nat. End S. Variable y : nat. Lemma z : x = y. Admitted."))
    ['Admitted', 'Variable outside a section']
    """
    text = code(source)
    yield from (" ".join(found.split()) for found in ASSUMING.findall(text))
    open_ones: list[str] = []
    for sentence in re.split(r"\.(?=\s|$)", text):
        begun = PREFIX.sub("", sentence, count=1).split()
        if re.search(r"\b(?:Fail|Succeed)\b", sentence[: len(sentence) - len(PREFIX.sub("", sentence, count=1))]):
            begun = begun if begun[:1] not in (["Section"], ["Module"], ["End"]) else []  # it opens and closes nothing
        if begun[:1] in (["Section"], ["Module"]) and ":=" not in begun:  # until its End
            open_ones.append(begun[0])
        elif begun[:1] == ["End"] and open_ones:
            open_ones.pop()
        elif begun and (word := LOCAL.match(begun[0])) and "Section" not in open_ones:
            yield f"{word[0]} outside a section"


def project(folder: Path) -> list[str]:
    """Return the files of `_CoqProject` in order; raises `Refused` unless they are all the sources there are."""
    lines = [line.strip() for line in (folder / "_CoqProject").read_text().splitlines() if line.strip()]
    options = [word for line in lines if line.startswith("-") for word in line.split()]
    files = [line for line in lines if not line.startswith("-")]
    if options != OPTIONS:
        raise Refused(f"_CoqProject: the options must be just {' '.join(OPTIONS)}, not {' '.join(options)}")
    if sorted(files) != (there := sorted(path.name for path in folder.glob("**/*.v"))) or not files:
        raise Refused(f"_CoqProject lists {', '.join(sorted(files))} but the folder holds {', '.join(there)}")
    return files


def theorems(folder: Path) -> list[str]:
    """Return the main theorems, as FILE.NAME; raises `Refused` if there are none, or if one is not stated as such."""
    lines = [line.split("#")[0].strip() for line in (folder / "theorems.txt").read_text().splitlines()]
    if not (names := [line for line in lines if line]):
        raise Refused("theorems.txt names no theorem: nothing to check")
    for name in names:
        file, _, theorem = name.partition(".")
        path = folder / f"{file}.v"
        stated = PROVED.findall(code(path.read_text())) if path.is_file() else []
        if theorem not in stated:
            raise Refused(f"theorems.txt: {file}.v has no theorem {theorem}")
    return names


def run(command: list[str], folder: Path) -> str:
    """Return what a command prints; raises `Refused` with the end of it if the command fails."""
    done = subprocess.run(  # noqa: S603 (Rocq, no shell)
        command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
    )
    if done.returncode:
        raise Refused(f"{' '.join(command)} failed\n{done.stdout[-2000:].strip()}")
    return done.stdout


def imported(source: str) -> set[str]:
    """Return the files of ours that a source requires.

    >>> sorted(imported("From Barriers Require Import Networks (* Sums *) Zigzag. From Coq Require Import QArith."))
    ['Networks.v', 'Zigzag.v']
    """
    return {f"{name}.v" for text in IMPORTED.findall(code(source)) for name in text.split()}


def at_once(tasks: Iterable[Callable[[], None]]) -> None:
    """Do what does not depend on each other, as much at a time as there are processors; raise what a task raised."""
    with ThreadPoolExecutor(len(os.sched_getaffinity(0))) as workers:
        for future in [workers.submit(task) for task in tasks]:
            future.result()


def compile_files(files: list[str], folder: Path, options: Iterable[str] = ()) -> None:
    """Compile the files of a folder, each after those that it requires; raises `Refused`."""
    graph = {file: imported((folder / file).read_text()) & set(files) for file in files}
    order = TopologicalSorter(graph)
    try:
        order.prepare()
    except CycleError as circle:
        raise Refused(f"files that require each other: {', '.join(circle.args[1])}") from circle

    def compiled(file: str) -> str:
        start = time.monotonic()
        run(["coqc", *options, *OPTIONS, file], folder)
        print(f"compiled {file} ({time.monotonic() - start:.1f} s)", flush=True)  # noqa: T201
        return file

    running: set[Future[str]] = set()
    with ThreadPoolExecutor(len(os.sched_getaffinity(0))) as workers:
        try:
            while order.is_active():
                ready = sorted(order.get_ready(), key=files.index)
                running |= {workers.submit(compiled, file) for file in ready}
                done, running = wait(running, return_when=FIRST_COMPLETED)
                for future in done:
                    order.done(future.result())
        finally:
            workers.shutdown(cancel_futures=True)


def installed() -> None:
    """Install Rocq if it is missing; raises `NoRocq` where that is not possible."""
    if shutil.which("coqc"):
        return
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        raise NoRocq("coqc is not installed (on Debian: apt-get install coq)")
    try:
        run(["apt-get", "update", "-q"], HERE)
        run(["apt-get", "-o", f"DPkg::Lock::Timeout={PATIENCE}", "install", "-qy", "coq"], HERE)
    except Refused as failure:
        raise NoRocq(str(failure)) from failure


def real(name: str) -> bool:
    """Return whether a file, or a FILE.NAME, is one over the real numbers.

    >>> real("Reals.A3_real"), real("RealField.v"), real("Networks.A0_pieces")
    (True, True, False)
    """
    return REAL.fullmatch(name.partition(".")[0]) is not None


def granted(name: str) -> frozenset[str]:
    """Return the axioms on which the theorem FILE.NAME rests: none, unless it is one over the real numbers."""
    return (LIMITS if name.partition(".")[0] in COMPLETE else ORDER) if real(name) else frozenset()


def axioms(answer: str) -> frozenset[str]:
    r"""Return what `Print Assumptions` names, and whatever else it says as if it were an axiom.

    >>> sorted(axioms("Axioms:\nLibrary.sure : forall n : nat,\n  n = n\nodd\n  : 1 = 2\nf is assumed guarded."))
    ['Library.sure', 'f is assumed guarded.', 'odd']
    """
    if answer == CLOSED:
        return frozenset()
    head, *lines = answer.splitlines()
    named = [line.split(" : ")[0].strip() for line in lines if not line.startswith(" ")]
    return frozenset(named if head == "Axioms:" and named else [head, *named])


def closed(names: list[str], folder: Path) -> None:
    """Check, in a folder of compiled files, what each theorem rests on: the logic alone, or the axioms of R as well.

    Raises `Refused` if one rests on more, or on less.  Those that rest on the logic alone are asked about together, and
    one by one only to find the one that does not.
    """
    alone = [name for name in names if not real(name)]
    together = assumed({"all": "".join(f"let _ := @Barriers.{name} in " for name in alone) + "I"}, names, folder)
    asked = [name for name in names if real(name) or together["all"] != CLOSED]
    answers = assumed({name: f"@Barriers.{name}" for name in asked}, names, folder)
    for name, answer in answers.items():
        if not real(name) and answer != CLOSED:
            raise Refused(f"{name} is not closed under the global context: {' '.join(answer.split())}")
        if axioms(answer) != granted(name):
            wanted, found = (", ".join(sorted(those)) or "nothing" for those in (granted(name), axioms(answer)))
            raise Refused(f"{name} must rest on exactly {wanted}, not on {found}")
    if together["all"] != CLOSED:
        raise Refused(f"together they are not closed under the global context: {' '.join(together['all'].split())}")


def assumed(terms: dict[str, str], names: list[str], folder: Path) -> dict[str, str]:
    """Return what `Print Assumptions` says of terms about theorems, by their names here."""
    query = [f"From Barriers Require {' '.join(sorted({name.split('.')[0] for name in names}))}."]
    for number, (name, term) in enumerate(terms.items()):
        query.append(f"Definition asked_{number} := {term}.")
        query.append(f'Goal True. idtac "theorem {name}". Abort. Print Assumptions asked_{number}.')
    (folder / "Assumed.v").write_text("\n".join(query) + "\n")
    said = run(["coqc", *OPTIONS, "Assumed.v"], folder)
    answers = dict(re.findall(r"^theorem (\S+)\n(.*?)(?=^theorem |\Z)", said, re.MULTILINE | re.DOTALL))
    return {name: answers.get(name, "nothing").strip() for name in terms}


def printed(names: list[str], proved: set[str], folder: Path, *, explicit: bool, also: str = "") -> dict[str, str]:
    """Return what Rocq prints of names, as FILE.NAME: of what is proved the statement, of others the definition.

    Unless it is explicit, what is in a file over the real numbers is printed in the notations of the real numbers.
    """
    found: dict[str, str] = {}
    there = [file for file in FIELDS if (folder / f"{file}.vo").is_file()]
    fields = f"From Barriers Require Import {' '.join(there)}. Open Scope field_scope." if there else ""
    for over_reals in (False, True):
        asked = [name for name in names if real(name) == over_reals]
        files = sorted({name.split(".")[0] for name in asked})
        query = [f"From Barriers Require {' '.join(files)}.", "Set Printing Width 110.", "Set Printing Depth 10000."]
        readable = READABLE_REALS if over_reals else f"{fields} {READABLE} {also}"
        query.append("Set Printing All." if explicit else readable)
        for name in asked:
            command = f"Check @Barriers.{name}." if name in proved else f"Print Barriers.{name}."
            query.append(f'Goal True. idtac "printed {name}". Abort. {command}')
        (folder / "Query.v").write_text("\n".join(query) + "\n")
        said = run(["coqc", *OPTIONS, "Query.v"], folder) if asked else ""
        answers = re.findall(r"^printed (\S+)\n(.*?)(?=^printed |\Z)", said, re.MULTILINE | re.DOTALL)
        found |= {name: answer.strip() for name, answer in answers}
    return found


def statements(names: list[str], files: list[str], folder: Path, also: str = "") -> str:
    """Return, for a folder of compiled files, what the theorems say and every definition of ours that they rest on.

    After each name stands a digest of the same without notations and with all implicit arguments.
    `also` are commands for further notations.
    """
    ours = "|".join(file[:-2] for file in files)
    proved = {f"{file[:-2]}.{name}" for file in files for name in PROVED.findall(code((folder / file).read_text()))}
    explicit: dict[str, str] = {}
    asked = list(names)
    while asked:  # the definitions that are named in what was printed, until there are no further ones
        found = printed(asked, proved, folder, explicit=True)
        explicit |= found
        named = {name for text in found.values() for name in re.findall(rf"\b(?:{ours})(?:\.[\w']+)+", text)}
        asked = sorted(named - set(explicit))
    once = {text: name for name, text in sorted(explicit.items(), reverse=True)}  # a type prints with its constructors
    ordered = list(names) + sorted(set(once.values()) - set(names))
    short = printed(ordered, proved, folder, explicit=False, also=also)
    parts = []
    for name in ordered:
        digest, lines = hashlib.sha256(explicit[name].encode()).hexdigest(), short[name].splitlines()
        shown = lines if len(lines) <= LONG or name in proved else [f"({len(lines)} lines, with proofs)"]
        parts.append("\n".join([f"# {name} {digest[:16]}", *(line.rstrip() for line in shown)]))
    return "\n\n".join(parts) + "\n"


def pinned(now: str, path: Path) -> None:
    """Compare what is stated with the file that was committed; raises `Refused` with the difference."""
    then = path.read_text() if path.is_file() else ""
    if now != then:
        lines = difflib.unified_diff(then.splitlines(), now.splitlines(), path.name, "the sources", lineterm="", n=1)
        which = run(["coqc", "--print-version"], path.parent).split()[0]
        raise Refused(
            f"the theorems, or definitions that they rest on, are not those of {path.name} (this is Rocq {which}; "
            "if the difference is meant, write it anew with --write):\n" + "\n".join(list(lines)[:40])
        )


def rechecked(said: str, allowed: frozenset[str] = frozenset()) -> None:
    """Read the summary of `coqchk -o`; raises `Refused` if it found an axiom that is not allowed, or anything else.

    >>> rechecked("* Theory: Set is predicative * Axioms: <none>")
    """
    found = dict(re.findall(r"\* ([^:*]+):\s*(.*?)\s*(?=\* |\Z)", said, re.DOTALL))
    found.pop("Theory", None)
    named = found.pop("Axioms", "nothing said").replace("<none>", "").split()
    short = {re.sub(r"^(Coq|Stdlib)\.(Logic|Reals)\.", "", name) for name in named}
    if not short <= allowed or any(value != "<none>" for value in found.values()):
        raise Refused(f"coqchk: {' '.join(said.split())}")


def check_again(files: list[str], folder: Path, *, over_reals: bool) -> None:
    """Have compiled files checked again by `coqchk`, only those over the real numbers or only the others.

    Raises `Refused`.
    """
    if names := [f"Barriers.{file[:-2]}" for file in files if real(file) == over_reals]:
        said = run(["coqchk", "-silent", "-o", *OPTIONS, *names], folder)
        rechecked(said, LIMITS if over_reals else frozenset())
        which = "over the real numbers: no axioms but those of R" if over_reals else "no axioms"
        print(f"checked again by coqchk: {which}", flush=True)  # noqa: T201


def checks(
    names: list[str], files: list[str], folder: Path, pins: Path, *, quick: bool, write: bool, also: str = ""
) -> list[Callable[[], None]]:
    """Return what is to be checked of compiled files: what theorems rest on, what they state, and all once more.

    If several fail the first is told.  `pins` is the file of the statements, which is written anew if so wanted.
    """

    def stated() -> None:
        now = statements(names, files, folder, also)
        if write:
            pins.write_text(now)
        pinned(now, pins)
        print(f"the statements and their definitions are those of {STATEMENTS}", flush=True)  # noqa: T201

    again = (
        [] if quick else [partial(check_again, files, folder, over_reals=over_reals) for over_reals in (False, True)]
    )
    return [partial(closed, names, folder), *again, stated]


def keep_files(files: list[str], folder: Path, place: Path) -> None:
    """Leave sources and their compiled files in a place, and nothing else."""
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir(parents=True)
    for file in files:
        shutil.copy(folder / file, place)
        shutil.copy(folder / f"{file}o", place)


def build(folder: Path, *, quick: bool = False, write: bool = False, keep: Path | None = None) -> list[str]:
    """Check everything and return the theorems; raises `Refused` or `NoRocq`."""
    files, names = project(folder), theorems(folder)
    for file in files:
        if found := list(assumptions((folder / file).read_text())):
            raise Refused(f"{file}: {', '.join(found)}")
    installed()
    with tempfile.TemporaryDirectory() as place:
        fresh = Path(place)
        for file in files:
            shutil.copy(folder / file, fresh)
        compile_files(files, fresh)
        at_once(checks(names, files, fresh, folder / STATEMENTS, quick=quick, write=write))
        if keep:
            keep_files(files, fresh, keep)
    return names


def main(arguments: list[str] | None = None) -> int:
    """Run the command and return its exit code."""
    parser = argparse.ArgumentParser(description="Build the machine-checked proofs from scratch.")
    parser.add_argument("folder", nargs="?", type=Path, default=HERE, help="where the sources are (default: here)")
    parser.add_argument("--quick", action="store_true", help="leave out the second check, by coqchk")
    parser.add_argument("--write", action="store_true", help=f"write {STATEMENTS} anew instead of comparing with it")
    parser.add_argument("--keep", type=Path, metavar="PLACE", help="leave the sources and the compiled files there")
    given = parser.parse_args(arguments)
    try:
        names = build(given.folder, quick=given.quick, write=given.write, keep=given.keep)
    except (Refused, NoRocq) as reason:
        print(f"refused: {reason}" if isinstance(reason, Refused) else reason, file=sys.stderr)  # noqa: T201
        return 1 if isinstance(reason, Refused) else 2
    for name in names:
        print(f"proved   {name}: {'from the axioms of R' if real(name) else CLOSED.lower()}")  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main())
