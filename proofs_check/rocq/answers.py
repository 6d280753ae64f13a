"""Rocq, asked about compiled files: what theorems rest on, and what they state; standard library only."""

from __future__ import annotations

import difflib
import hashlib
import re
import subprocess
from pathlib import Path

from proofs_check.rocq.sources import LIMITS, OPTIONS, PROVED, Refused, code, granted, real

__all__ = [
    "CLOSED", "READABLE", "READABLE_REALS", "axioms", "check_again", "closed", "pinned", "rechecked", "run",
    "statements",
]  # fmt: skip

CLOSED = "Closed under the global context"
LONG = 80
"""A definition that prints in more lines contains proofs; of such the digest is kept, and how many lines it is."""
FIELDS = ("OrderedFields", "Archimedean")
"""The files whose notations for ordered fields are used, if they are there."""
READABLE = "From Coq Require Import QArith Qabs List. Import ListNotations. Open Scope Q_scope."
READABLE_REALS = "From Coq Require Import List Reals. Import ListNotations. Open Scope R_scope."


def run(command: list[str], folder: Path) -> str:
    """Return what a command prints; raises `Refused` with the end of it if the command fails."""
    done = subprocess.run(  # noqa: S603 (Rocq, no shell)
        command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
    )
    if done.returncode:
        raise Refused(f"{' '.join(command)} failed\n{done.stdout[-2000:].strip()}")
    return done.stdout


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
