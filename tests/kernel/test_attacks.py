"""What `make mutants` and `make fuzz` rest on: the fast check, the list of equivalent mutants, the second opinion."""

from __future__ import annotations

import ast
import inspect
import json
import subprocess
import sys
from collections.abc import Callable
from itertools import cycle
from pathlib import Path
from random import Random
from typing import Any

import pytest

from proofs_check import kernel
from tests.kernel import fuzz, standalone
from tests.kernel.corpus import BAD, GOOD, content
from tests.kernel.edits import canonical, edit, repaired
from tests.kernel.mutants import LISTED, ROOT, enclosing, excluded, listed
from tests.kernel.recompute import refuted, shows_nothing

pytestmark = pytest.mark.infrastructure
KERNEL = ROOT / "proofs_check" / "kernel"
FALSE = (
    "A3.7", "A3.9", "A3.11", "A4.1", "A4.2", "A5.5", "DF.4", "DF.5", "DF.6", "DF.7", "M.1-no-d", "M.1-5",
    "M.1-too-", "M.6-two", "M.7", "M.8", "MN.3", "SP.2-h", "SP.3", "SP.4", "SP.5",
    "T0.2", "T0.3-corr", "T0.3-no-w", "T0.3-other", "T0.3-root-too-l", "T0.4-root-none-at", "T0.4-root-tw",
    "T0.4-root-y", "T0.4-a-", "T0.4-at-the", "T0.4-col", "T0.4-dep", "T0.4-f",
    "T0.4-least", "T0.4-more-in", "T0.4-ray", "T0.4-tie", "T0.4-twins", "T2.2-dep", "T2.3-deg", "T2.3-inf", "T2.5-an",
    "T2.5-as", "T2.5-de", "T3.2-program-n", "T3.2-program-the", "T3.3-program",
    "T1.2-another-sign", "T1.3-the-sign", "T3.2-supports", "T3.2-no-step", "T3.3",
)  # fmt: skip
"""Conditions whose bad files claim what is false, not only what is not shown."""


def test_the_fast_check_finds_nothing_wrong_with_the_kernel() -> None:
    assert list(standalone.failures()) == []


def test_the_fast_check_leaves_out_none_of_its_checks() -> None:
    here = [
        one for one in vars(standalone).values() if inspect.isfunction(one) and one.__module__ == standalone.__name__
    ]
    assert [one for one in here if inspect.get_annotations(one) == {"return": "None"}] == standalone.CHECKS


def test_the_fast_check_runs_with_nothing_but_python() -> None:
    run = "runpy.run_module('tests.kernel.standalone', run_name='__main__')"
    code = f"import sys, runpy; sys.path.insert(0, {str(ROOT)!r}); {run}"
    done = subprocess.run([sys.executable, "-I", "-S", "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_every_mutant_listed_as_equivalent_is_one_of_a_line_that_the_kernel_has() -> None:
    known = listed(LISTED.read_text())
    assert known
    sources = {path.stem: path.read_text() for path in KERNEL.glob("*.py")}
    trees = {module: ast.parse(source) for module, source in sources.items()}
    for mutant, reason in known.items():
        numbered = enumerate(sources[mutant.module].splitlines(), 1)
        places = {enclosing(trees[mutant.module], number) for number, line in numbered if line.strip() == mutant.line}
        assert mutant.function in places, mutant
        assert mutant.replacement != mutant.line
        assert len(reason) > 10


def test_annotations_and_the_texts_of_refusals_are_no_mutants_and_conditions_are() -> None:
    source = 'def f(a: int | None) -> str | None:\n    require("A", 0 < a, f"{a + 1}")\n    raise Malformed("x" * a)\n'
    spans = excluded(source)

    def out(text: str) -> bool:
        line = next(i for i, found in enumerate(source.splitlines(), 1) if text in found)
        place = (line, source.splitlines()[line - 1].index(text))
        return any(low <= place < high for low, high in spans)

    assert [out(text) for text in ("| None)", "| None:", "a + 1", '"x" * a', "0 < a")] == [True] * 4 + [False]


def test_the_second_opinion_finds_nothing_against_the_good_claims() -> None:
    assert [path.name for path in GOOD if refuted(content(path), Random(1)) is not None] == []


def test_the_kernel_says_vacuous_just_where_the_second_opinion_sees_nothing_shown() -> None:
    vacuous = set()
    for path in GOOD:
        said = kernel.check_file(path).report[0].startswith("vacuous: ")
        if json.loads(content(path))["kind"] != "defeat":
            assert shows_nothing(content(path)) == said, path.name
            vacuous |= {path.stem} if said else set()
    assert {"A4-one-point", "A4-nothing-right-for-label-0", "C0-zero", "D-zero"} < vacuous
    assert not vacuous & {"A4-identity", "A4-inaccurate", "C0-zero-of-P2", "E0-zero", "E0-no-dearer-than-zero"}


@pytest.mark.parametrize("path", [path for path in BAD if path.name.startswith(FALSE)], ids=lambda p: p.stem)
def test_the_second_opinion_finds_false_claims_out(path: Path) -> None:
    assert refuted(content(path), Random(1)) is not None


def test_an_edited_certificate_that_is_accepted_makes_a_true_claim() -> None:
    accepted = set()
    for seed in range(400):
        random = Random(seed)
        certificate = json.loads(content(random.choice(GOOD)))
        edit(certificate, random)
        try:
            text = canonical(repaired(certificate, kernel.check_bytes))
        except (KeyError, TypeError, ValueError, AttributeError):
            continue  # the edit left nothing to repair
        if kernel.check_bytes(text).verdict == "accepted":
            accepted.add(text)
            assert refuted(text, random) is None, text
    assert len(accepted - {content(path) for path in GOOD}) >= 20


@pytest.fixture
def attack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[bytes, Any], None]:
    """What `make fuzz` demands of every input, without atheris."""
    (tmp_path / "accepted").mkdir()
    monkeypatch.setattr(fuzz, "FOLDER", tmp_path)
    return fuzz.attack


def test_the_fuzzer_finds_nothing_wrong_with_the_kernel(attack: Callable[[bytes, Any], None], tmp_path: Path) -> None:
    paths = [path for path in GOOD + BAD if path.stat().st_size < 3000]
    for seed in range(150):
        random = Random(seed)
        text = fuzz.mutated(content(random.choice(paths)), random, kernel.check_bytes)
        attack(text if text is not None else random.randbytes(20), kernel.check_bytes)
    assert list((tmp_path / "accepted").iterdir())


def by_turns(text: bytes) -> Callable[[bytes], kernel.Verdict]:
    verdicts = cycle([kernel.check_bytes(text), kernel.Verdict("malformed", ("",))])
    return lambda _: next(verdicts)


def says(verdict: str) -> Callable[[bytes], Callable[[bytes], kernel.Verdict]]:
    def always(text: bytes) -> Callable[[bytes], kernel.Verdict]:
        return lambda _: kernel.Verdict(verdict, ("",), kind=json.loads(text)["kind"])

    return always


def crashes(_: bytes) -> kernel.Verdict:
    raise KeyError("a crash")


@pytest.mark.parametrize(
    ("name", "wrong", "error"),
    [
        ("A3.7-point-does-not-fail", lambda text: crashes, "a crash"),
        ("A3.7-point-does-not-fail", says("undecided"), "no verdict"),
        ("A3.7-point-does-not-fail", says("rejected"), "has a condition"),
        ("A3.7-point-does-not-fail", by_turns, "not deterministic"),
        ("A3.7-point-does-not-fail", says("malformed"), "the kernels disagree"),
        ("MN.3-program-infeasible", says("accepted"), "x is not admitted"),
    ],
)
def test_the_fuzzer_notices_wrong_kernels(attack: Any, name: str, wrong: Any, error: str) -> None:
    text = next(content(path) for path in BAD if path.stem == name)
    with pytest.raises((AssertionError, KeyError), match=error):
        attack(text, wrong(text))
