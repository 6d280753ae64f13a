"""The sources of the proofs as they are read: nothing postulated, no file left out; standard library only."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

__all__ = [
    "HERE", "LIMITS", "OPTIONS", "ORDER", "PROVED", "Refused", "assumptions", "code", "granted", "imported", "project",
    "real", "theorems",
]  # fmt: skip

HERE = Path(__file__).parent
OPTIONS = ["-Q", ".", "Barriers"]
REAL = re.compile(r"Real\w*")
"""What the names of the files over the real numbers are like; all other files rest on the logic alone."""
ORDER = frozenset({"ClassicalDedekindReals.sig_forall_dec", "FunctionalExtensionality.functional_extensionality_dep"})
"""The axioms on which R and its order rest in the standard library."""
LIMITS = ORDER | {"ClassicalDedekindReals.sig_not_dec"}
"""The axioms with which R is complete: least upper bounds, and so the square root."""
COMPLETE = frozenset({"RealsDigits", "RealsOptimisation", "RealsRecovery", "RealsUncountability"})
"""The files over the real numbers whose theorems need that R is complete."""
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


class Refused(Exception):
    """The proofs are not accepted; the text says why."""


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


def imported(source: str) -> set[str]:
    """Return the files of ours that a source requires.

    >>> sorted(imported("From Barriers Require Import Networks (* Sums *) Zigzag. From Coq Require Import QArith."))
    ['Networks.v', 'Zigzag.v']
    """
    return {f"{name}.v" for text in IMPORTED.findall(code(source)) for name in text.split()}


def real(name: str) -> bool:
    """Return whether a file, or a FILE.NAME, is one over the real numbers.

    >>> real("Reals.A3_real"), real("RealField.v"), real("Networks.A0_pieces")
    (True, True, False)
    """
    return REAL.fullmatch(name.partition(".")[0]) is not None


def granted(name: str) -> frozenset[str]:
    """Return the axioms on which the theorem FILE.NAME rests: none, unless it is one over the real numbers."""
    return (LIMITS if name.partition(".")[0] in COMPLETE else ORDER) if real(name) else frozenset()
