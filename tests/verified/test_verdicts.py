"""The proved checker says what the kernel says, accepted or not: on the corpus and on mutated certificates."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from random import Random

import pytest
from click.testing import CliRunner

from constructions.certificates import stability_certificate
from constructions.stable_network import stable_network
from constructions.training_sets import training_set
from nnbarriers.command.main import cli
from proofs_check import kernel
from proofs_check.rocq import build as rocq
from proofs_check.verified import build
from proofs_check.verified.program import KINDS, NotBuilt, Proved, check_files, exit_code
from tests.kernel import edits
from tests.kernel.corpus import BAD, GOOD, content
from tests.kernel.mutations import REPAIRS, TEXTS, mutant, repaired
from tests.verified.made import copy, made, pinned, verified

BASES = [path for path in GOOD if verified(content(path)) and len(content(path)) < 20_000]
MUTANTS = 3000


@pytest.mark.result(
    "A3", "A4", "A5", "C0", "C1", "D", "E0", "J", "K", "M", "T0", "T1", "T2", "T3", "U", "V", "W", "X1", "X2"
)  # fmt: skip
def test_the_corpus_gets_the_kernels_verdicts(program: Path) -> None:
    paths = GOOD + BAD
    accepted = Counter()
    for path, said in zip(paths, check_files(paths, program), strict=True):
        verdict = kernel.check_bytes(content(path))
        assert said.sha256 == hashlib.sha256(content(path)).hexdigest(), path
        if said.verdict == "not verified":
            assert not verified(content(path)), path
        else:
            assert (said.verdict == "accepted") == (verdict.verdict == "accepted"), path
            assert said.verdict != "accepted" or (said.kind, said.result) == (verdict.kind, verdict.result), path
            accepted[said.kind] += said.verdict == "accepted"
    assert {kind: n for kind, n in accepted.items() if n} == Counter(
        json.loads(content(path))["kind"] for path in GOOD if verified(content(path))
    )


def mutants() -> Iterator[bytes]:
    """Changed certificates: a place, repaired or not, by two programs; texts; a fixed choice."""
    random = Random(19)
    for number in range(MUTANTS):
        base = json.loads(content(random.choice(BASES)))
        if number % 3 == 0:
            edits.edit(base, random)
            with suppress(KeyError):  # what the kernel tells is not always of the claim
                base = edits.repaired(base, kernel.check_bytes) if number % 2 else base
            yield edits.canonical(base)
        elif number % 3 == 1:
            changed = mutant(base, random.randrange(10**9), random.randrange(10**9)).certificate
            yield edits.canonical(repaired(changed, random.choice(REPAIRS)))
        else:
            change = random.choice(list(TEXTS.values()))
            yield change(edits.canonical(base).decode(), random.randrange(10**6)).encode("latin-1", "replace")


@pytest.mark.result(
    "A3", "A4", "A5", "C0", "C1", "D", "E0", "J", "K", "M", "T0", "T1", "T2", "T3", "U", "V", "W", "X1", "X2"
)  # fmt: skip
def test_mutated_certificates_get_the_kernels_verdicts(program: Path, tmp_path: Path) -> None:
    contents = list(mutants())
    paths = [tmp_path / f"{number}.json" for number in range(len(contents))]
    for path, bytes_ in zip(paths, contents, strict=True):
        path.write_bytes(bytes_)
    seen = Counter()
    for said, bytes_ in zip(check_files(paths, program), contents, strict=True):
        verdict = kernel.check_bytes(bytes_).verdict
        if said.verdict != "not verified":
            assert (said.verdict == "accepted") == (verdict == "accepted"), bytes_
        seen[verdict] += 1
    assert sum(seen.values()) == MUTANTS
    assert min(seen["accepted"], seen["rejected"], seen["malformed"]) > 100, seen


@pytest.mark.infrastructure
def test_neither_accepts_what_breaks_a_form(program: Path, tmp_path: Path) -> None:
    for name, bytes_ in made().items():
        path = tmp_path / "certificate.json"
        path.write_bytes(bytes_)
        assert kernel.check_bytes(bytes_).verdict != "accepted", name
        assert check_files([path], program)[0].verdict == "not accepted", name


@pytest.mark.result("A5")
def test_balls_about_points_whose_denominators_share_nothing(program: Path, tmp_path: Path) -> None:
    """A common denominator of all points would be long: from some ball on each has its own; before, they share one."""
    near = training_set(6, delta=Fraction(1, 500))
    x1 = tuple(Fraction(round(x * (2**80 + k)), 2**80 + k) for k, x in enumerate(near.x1))
    data = replace(near, x1=x1, radius=near.radius * Fraction(9, 10))
    certificate = stability_certificate(stable_network(data), data)
    path = tmp_path / "certificate.json"
    path.write_bytes(edits.canonical(certificate))
    assert kernel.check_bytes(path.read_bytes()).verdict == "accepted"
    assert check_files([path], program)[0].verdict == "accepted"
    seen = set()
    for neuron in range(len(certificate["witness"]["network"][0]["bias"])):  # wrong on one side of a breakpoint
        wrong = copy(certificate)
        weights = wrong["witness"]["network"][1]["weights"][0]
        weights[neuron] = str(Fraction(weights[neuron]) + Fraction(1, 2**200))
        path.write_bytes(pinned(wrong))
        verdict = kernel.check_bytes(path.read_bytes())
        assert verdict.condition in ("A5.5", "A5.6")
        assert check_files([path], program)[0].verdict == "not accepted", neuron
        seen.add(verdict.condition)
    assert "A5.5" in seen


@pytest.mark.infrastructure
def test_what_is_no_certificate_is_not_accepted(program: Path, tmp_path: Path) -> None:
    files = {
        "empty": b"", "newline": b"\n", "null": b"null\n", "deep": b"[" * 10**6 + b"\n", "bytes": bytes(range(256)),
        "number": b"1" * 10**6 + b"\n", "object": b"{}\n", "two": b"null\nnull\n", "kind": b'{"kind":"proof"}\n',
    }  # fmt: skip
    for name, text in files.items():
        (tmp_path / name).write_bytes(text)
    said = dict(zip(files, check_files([tmp_path / name for name in files], program), strict=True))
    assert {name for name, v in said.items() if v.verdict != "not accepted"} == set()
    odd = tmp_path / "two\nlines \udcff.json"
    odd.write_bytes(content(BASES[0]))
    found = check_files([tmp_path / "nowhere", odd, tmp_path], program)
    assert [v.verdict for v in found] == ["unreadable", "accepted", "unreadable"]


@pytest.mark.infrastructure
def test_the_theorem_that_is_named_is_proved_for_each_kind() -> None:
    names = rocq.theorems(build.HERE)
    stated = (build.HERE / rocq.STATEMENTS).read_text()
    for kind, theorem in KINDS.items():
        assert theorem in names
        statement = stated.split(f"# {theorem} ")[1].split("\n\n")[0]
        assert f'Verified.verdict bytes = Verified.Accepted "{kind}" result' in statement


@pytest.mark.infrastructure
def test_the_command_says_what_is_proved_and_exits_accordingly(
    program: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from nnbarriers.command import check

    monkeypatch.setattr(check.program.check_files, "__defaults__", (program,))
    good = str(BASES[0])
    unknown = str(tmp_path / "unknown.json")
    Path(unknown).write_bytes(edits.canonical({"kind": "proof", "result": "E0"}))
    bad = str(next(path for path in BAD if path.name.startswith("A3.1-")))

    def run(*words: str) -> tuple[int, str]:
        done = CliRunner().invoke(cli, ["check", "--verified", *words])
        return done.exit_code, done.output

    code, said = run(good)
    assert code == 0
    assert said.splitlines()[0].endswith(f"{good}: Verified.accepted_instability")
    assert "the claim holds by the theorem Verified.accepted_instability" in run("-v", good)[1]
    code, said = run(good, unknown)
    assert code == 3
    assert "not verified" in said
    assert "no proved checker for kind " in said
    assert run(good, unknown, bad)[0] == 1
    assert run(good, "/nowhere.json")[0] == 2
    code, said = run("--json", good, bad)
    assert code == 1
    assert [(row["verdict"], row["theorem"]) for row in json.loads(said)] == [
        (v, t) for v, t in (("not accepted", None), ("accepted", "Verified.accepted_instability"))
    ]


@pytest.mark.infrastructure
def test_without_the_program_the_way_to_it_is_told(tmp_path: Path) -> None:
    with pytest.raises(NotBuilt, match="make verified"):
        check_files([BASES[0]], tmp_path / "checker")


@pytest.mark.infrastructure
def test_exit_codes() -> None:
    def of(*verdicts: str) -> int:
        return exit_code([Proved(v) for v in verdicts])

    assert (of(), of("accepted"), of("accepted", "not verified"), of("unreadable", "not verified")) == (2, 0, 3, 2)
    assert of("not accepted", "unreadable", "not verified") == 1


@pytest.mark.infrastructure
def test_a_checker_that_stops_is_unreadable_and_the_others_are_checked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stops = tmp_path / "checker"
    stops.write_text("#!/bin/sh\nif [ -e started ]; then echo refused abc; else touch started; kill -9 $$; fi\n")
    stops.chmod(0o755)
    monkeypatch.chdir(tmp_path)
    assert [v.verdict for v in check_files([BASES[0], BASES[0]], stops)] == ["unreadable", "not accepted"]
