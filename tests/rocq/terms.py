"""Objects of the Python code as terms of Rocq, terms evaluated by Rocq, and copies of the sources without proofs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from fractions import Fraction
from pathlib import Path

from constructions.inverse_problems import InverseProblem
from proofs_check.rocq import build
from theory.networks import ReluNetwork

SOURCES = Path(build.HERE)
FILES = [line.removesuffix(".v") for line in (SOURCES / "_CoqProject").read_text().split() if line.endswith(".v")]
HEADER = """From Coq Require Import QArith Qabs List.
Import ListNotations.
Open Scope Q_scope.
Set Printing Depth 1000000.
Set Printing Width 1000000.
Definition truth (b : bool) : Q := if b then 1 else 0.
Definition shown (l : list Q) : list (Z * Z) := map (fun q => let r := Qred q in (Qnum r, Zpos (Qden r))) l.
"""


def q(value: Fraction | int) -> str:
    """A rational number."""
    top, bottom = Fraction(value).as_integer_ratio()
    return f"(Qmake ({top}) {bottom})"


def listed(terms: Iterable[str]) -> str:
    return f"[{'; '.join(terms)}]"


def vector(values: Iterable[Fraction | int]) -> str:
    """A vector as a list, as in Networks.v."""
    return listed(map(q, values))


def indexed(values: Iterable[Fraction | int]) -> str:
    """A vector as a function of indices that start at 0, as in Sums.v."""
    return f"(fun j : nat => nth j {vector(values)} 0)"


def nats(values: Iterable[int]) -> str:
    return listed(f"{value}%nat" for value in values)


def numbers(terms: Iterable[str]) -> str:
    """Natural numbers as rational ones."""
    return listed(f"inject_Z (Z.of_nat ({term}))" for term in terms)


def booleans(terms: Iterable[str]) -> str:
    """Truth values as the numbers 1 and 0."""
    return listed(f"truth ({term})" for term in terms)


def flattened(lists: str) -> str:
    """The entries of the vectors of a list, in order."""
    return f"flat_map (fun x => x) ({lists})"


def network(phi: ReluNetwork) -> str:
    """A network, layer by layer."""
    *inner, last = (
        [f"Networks.Build_neuron {vector(row)} {q(bias)}" for row, bias in zip(layer.weights, layer.bias, strict=True)]
        for layer in phi.layers
    )
    return f"(Networks.Build_network {listed(map(listed, inner))} ({last[0]}))"


def program(problem: InverseProblem) -> str:
    """One of the inverse problems of C0."""
    return f"(Optimisation.{problem.kind} {q(problem.eta if problem.kind == 'P1' else problem.lam)})"


def fork(branch: int, n: int) -> str:
    """An index of a fork family; branch 0 is the limit."""
    return f"(Computation.Member Computation.{('One', 'Two')[branch - 1]} {n})" if branch else "Computation.Limit"


def tape(bits: Sequence[int]) -> str:
    """A tape, 0s after its end.  Heads is the bit 0."""
    return f"(fun i : nat => nth i {listed('false' if bit else 'true' for bit in bits)} true)"


def evaluated(preamble: str, terms: Sequence[str], folder: Path) -> list[list[Fraction]]:
    """The lists of rational numbers that the terms compute to; raises `build.Refused` with what Rocq says if one fails.

    `folder` is where Rocq runs, and where the compiled files are that the preamble names.
    """
    evaluations = "\n".join(f"Eval vm_compute in shown ({term})." for term in terms)
    (folder / "Link.v").write_text(f"{HEADER}{preamble}\n{evaluations}\n")
    said = build.run(["coqc", *build.OPTIONS, "Link.v"], folder)
    answers = re.findall(r"^\s+= (\[.*\])\s+: list \(Z \* Z\)$", said, re.MULTILINE)
    assert len(answers) == len(terms), said
    found = []
    for answer in answers:
        parts = iter(re.findall(r"-?\d+", answer))
        found.append([Fraction(int(top), int(bottom)) for top, bottom in zip(parts, parts, strict=True)])
    return found


def needed(terms: Iterable[str]) -> list[str]:
    """The files that terms name, in order."""
    named = {name for term in terms for name in re.findall(r"\b([A-Z]\w*)\.\w", term)}
    return [file for file in FILES if file in named]


RATIONAL = "From Barriers Require Import OrderedFields Archimedean.\nOpen Scope Q_scope."
"""With this Rocq sees that rational numbers are meant where a definition is for every ordered field."""


def preamble(terms: Iterable[str]) -> str:
    """The import of the compiled files, whose proofs were checked."""
    return f"From Barriers Require {' '.join(needed(terms))}.\n{RATIONAL}"


def imports(source: str) -> list[str]:
    return [name for names in re.findall(r"From Barriers Require Import ([\w ]+)\.", source) for name in names.split()]


def without_proofs(terms: Iterable[str], file: str, old: str, new: str) -> str:
    """The definitions that the terms need, as modules, with a defect planted in one; what they prove is assumed.

    So a wrong definition can be evaluated, although the proofs about it would fail: what is tested is the comparison.
    """
    sources = {name: (SOURCES / f"{name}.v").read_text() for name in FILES}
    assert not file or old in sources[file], f"{file}.v no longer says {old}"
    if file:
        sources[file] = sources[file].replace(old, new, 1)
    wanted = set(needed(terms))
    for name in reversed(FILES):
        wanted |= set(imports(sources[name])) if name in wanted else set()
    modules = []
    for name in (name for name in FILES if name in wanted):
        body = re.sub(r"\bProof\.(?:(?!\bProof\.).)*?\bQed\.", "Proof. Admitted.", sources[name], flags=re.DOTALL)
        body = re.sub(rf"^Arguments ({'|'.join(build.PROVED.findall(body))}) .*\n", "", body, flags=re.MULTILINE)
        modules.append(f"Module {name}.\n{body.replace('From Barriers Require Import', 'Import')}\nEnd {name}.")
    if "Archimedean" in wanted:
        modules.append(RATIONAL.replace("From Barriers Require ", ""))
    return "\n".join(modules)
