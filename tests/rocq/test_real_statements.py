"""Every theorem over the real numbers says what one over ordered fields says at R, proved in Rocq, or is listed here.

`mutants/RealsAreFields.v` has a lemma of the name of each of the former: the two statements are equal, or equivalent,
by what the definitions are.  What holds over all fields holds at R then; what is refuted over Q is not thereby refuted
over R.
"""

from __future__ import annotations

import re
import subprocess
from functools import cache
from pathlib import Path

import pytest

from proofs_check.rocq import build
from tests.rocq import statement_mutants as run
from tests.rocq.statement_mutations import mutants, pinned, whole
from tests.rocq.test_build import needs_rocq

FILE = "RealsAreFields"

OTHER_WORDS = {
    "Lengths are square roots over R, and given by bounds of their squares over fields.": (
        "E0_recovery E0_sharpness E0_output E1_block E2_distance E3_hadamard"
    ),
    "Roots are those of the standard library, and over fields those of any function that gives roots; of the four "
    "hypotheses that width, delta, upsilon and eps0 + delta have over fields there is none over R.": "E2_network",
    "The misfit is a square root over R, so that a negative bound of it allows nothing; over fields it is squared.": (
        "C0_invariant"
    ),
    "Distances, or the window of the inputs, have square roots over R.": (
        "C1_real_fewer_digits C1_real_no_reading C1_real_sharp D_real_sharp_euclidean"
    ),
    "Distances are in one norm over R, and in any metric over fields.": "D_real_sharp_lp D_real_sharp_linf",
    "Over R events are measurable and have a probability; over fields a probability is bounded from within.": (
        "J_real J_real_larger X1_real_jump X2_real_jump K_real K_real_larger W_real_levels X1_real_fork X2_real_fork "
        "B2_real B3_real B4_real_below B5_real_failure B5_real_half B5_real_zero X1_real_networks "
        "C1_real_digits C1_real_levels D_real_lp D_real_linf D_real_euclidean at_least_real"
    ),
    "The nearest dyadic number is found by the integer part over R, and by the ceiling over fields.": (
        "B2_real_admissible C1_real_admissible real_nearest_admissible"
    ),
    "The bound p is real, and rational in the theorem of which it is a consequence.": "A7_a A7_b A7_a_and_b",
    "It needs least upper bounds, or says that R is uncountable; over fields there is no such theorem.": (
        "A4_intervals A4_uncountable misses_a_point"
    ),
    "It says what the ceiling of the standard library is.": "ceiling_least",
}


@cache
def over_reals() -> dict[str, str]:
    """Return the theorems over R, by their names without the file."""
    return {name.split(".")[1]: name for name in build.theorems(build.HERE) if build.real(name)}


@cache
def over_fields() -> set[str]:
    """Return the pinned theorems that are not over R, with their files."""
    return {name for name in pinned() if not build.real(name)}


def lemmas() -> list[str]:
    """Return the names of the lemmas that compare two statements."""
    text = build.code((run.HERE / f"{FILE}.v").read_text())
    return re.findall(r"^Lemma (\w+)\s*:\s*ltac:\(same_(?:statement|meaning) ", text, re.MULTILINE)


METRICS = "J_real_sharp K_real_sharp"
"""They are compared for the metrics of the standard library, which are some of those over the field R."""

COMPARED = re.compile(
    r"^Lemma (\w+)\s*:\s*ltac:\(same_(?:statement|meaning) @([\w.]+)\s+\((?:fun ([\w ]+) => )?"
    r"@(\w+\.\w+) R_(?:field|archimedean)((?: \w+)*)( \(RealSharpness\.metric_real X\))?\)\)\.\s*"
    r"Proof\. by_(?:words|meaning)\. Qed\.",
    re.MULTILINE,
)


def whole_theorems(text: str) -> list[str]:
    """Return the names of the lemmas that compare a theorem over R with all of one over fields, in any order."""
    found = []
    for name, ours, bound, theirs, given, metric in COMPARED.findall(text):
        whole = sorted(bound.split()) == sorted(given.split())
        if metric:
            whole = given.split() == ["_"] and name in METRICS.split()
        if whole and over_reals().get(name) == ours and theirs in over_fields():
            found.append(name)
    return found


@pytest.mark.infrastructure
def test_every_theorem_over_the_reals_is_compared_or_listed() -> None:
    listed = " ".join(OTHER_WORDS.values()).split()
    assert sorted(lemmas() + listed) == sorted(over_reals())
    assert len(over_reals()) == sum(build.real(name) for name in build.theorems(build.HERE))
    assert whole_theorems(build.code((run.HERE / f"{FILE}.v").read_text())) == lemmas()
    without_row = set(build.theorems(build.HERE)) - run.rows(run.PAGE.read_text()).keys()
    assert without_row == {over_reals()[name] for name in lemmas()}


@pytest.mark.infrastructure
@pytest.mark.parametrize(
    "second",
    [
        "@Reals.A6_dimensions_must_grow",
        "fun d N phi => @Instability.A6_dimensions_must_grow R_archimedean d N phi (1/2)",
        "fun d N => @Instability.A6_dimensions_must_grow R_archimedean d d",
        "@Instability.A6_dimensions_must_grow Q_archimedean",
        "@Instability.no_such_theorem R_archimedean",
    ],
)
def test_what_is_no_theorem_over_fields_or_a_part_of_one_compares_nothing(second: str) -> None:
    lemma = (
        "Lemma A6_dimensions_must_grow : ltac:(same_statement @Reals.A6_dimensions_must_grow ({})).\n"
        "Proof. by_words. Qed.\n"
    )
    assert whole_theorems(lemma.format("@Instability.A6_dimensions_must_grow R_archimedean"))
    assert not whole_theorems(lemma.format(second))


def compared(name: str, number: int) -> str:
    """Return what Rocq is asked of a theorem: its statement passes, and with a changed place it does not."""
    statement = run.readable(name, pinned()[name])
    changed = sorted(mutants(name, statement), key=lambda made: made[0].operator != "constant")[0][1][0]
    lemma = f"{FILE}.{name.split('.')[1]}"
    lines = [f"Module M{number}."]
    for kind, text in (("same", whole(statement)), ("changed", changed)):
        lines += [
            f"Definition {kind} : Prop := {text}.",
            f"Goal True. let t := type of {lemma} in lazymatch t with",
            f"| _ = ?f => tryif assert ({kind} = f) by (unfold {kind}; {FILE}.by_words)",
            f'  then idtac "{kind} {name} proved" else idtac "{kind} {name} not proved"',
            f"| _ <-> ?f => tryif assert ({kind} <-> f) by (unfold {kind}; {FILE}.by_meaning)",
            f'  then idtac "{kind} {name} proved" else idtac "{kind} {name} not proved"',
            "end. Abort.",
        ]
    return "\n".join([*lines, f"End M{number}."])


@needs_rocq
@pytest.mark.infrastructure
def test_statements_over_the_reals_are_those_over_fields_and_changed_ones_are_not(
    compiled: Path, instances: tuple[Path, list[str]]
) -> None:
    folder, files = instances
    assert FILE in files
    names = [over_reals()[name] for name in lemmas()]
    read = [f"From Barriers Require {' '.join(sorted({n.split('.')[0] for n in names}))}.", build.READABLE_REALS]
    asked = [*read, f"From Mutants Require {FILE}.", *(compared(name, i) for i, name in enumerate(names))]
    done = subprocess.run(
        ["coqtop", *run.options(compiled, folder)],
        input="\n".join(asked) + "\n", cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        check=False,
    )  # fmt: skip
    found = re.findall(r"(same|changed) (\S+) (proved|not proved)$", done.stdout, re.MULTILINE)
    said = {"same": "proved", "changed": "not proved"}
    assert sorted(found) == sorted((kind, name, said[kind]) for name in names for kind in said), done.stdout[-2000:]
