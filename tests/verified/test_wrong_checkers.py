"""A checker without one of its conditions is noticed: no proof of it is left, or the corpus has another verdict."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest

from proofs_check.rocq import build as rocq
from proofs_check.verified import build
from proofs_check.verified.program import KINDS, check_files
from tests.kernel.corpus import BAD, GOOD, content
from tests.verified.made import made
from tests.verified.wrong import CORPUS, PROOF, Change


def some(changes: dict[str, Change], step: int) -> list[str]:
    """One in so many of the changes, others when the sources are others; all in the profile "thorough"."""
    step = 1 if os.environ.get("HYPOTHESIS_PROFILE") == "thorough" else step
    return sorted(changes)[int(build.digest(), 16) % step :: step]


def ours(bytes_: bytes) -> bool:
    """Whether these bytes, a certificate or not, name a kind with a proved checker."""
    return any(f'"kind":"{kind}"'.encode() in bytes_ for kind in KINDS)


OF_OURS = [path for path in GOOD + BAD if ours(content(path))]


def changed(change: Change) -> str:
    """The source of the file with the change."""
    file, old, new = change
    source = (build.HERE / file).read_text()
    assert old in source, f"{file} has no {old}"
    return source.replace(old, new, 1)


def resting(file: str) -> list[str]:
    """The file and those that rest on it, in the order of the project."""
    files = rocq.project(build.HERE)
    found = [file]
    for later in files[files.index(file) + 1 :]:
        if rocq.imported((build.HERE / later).read_text()) & set(found):
            found.append(later)
    return found


def compiles(change: Change, compiled: Path, place: Path) -> bool:
    """Compile the changed file and all that rest on it in a folder; tell whether all do."""
    for path in compiled.iterdir():
        if path.suffix in (".v", ".vo", ".ml"):
            (place / path.name).symlink_to(path)
    after = resting(change[0])
    for file in after:
        for name in (file, f"{file}o"):
            (place / name).unlink()
        shutil.copy(build.HERE / file, place)
    (place / change[0]).write_text(changed(change))
    for file in after:
        try:
            rocq.run(["coqc", "-w", "-notation-overridden,-extraction", *rocq.OPTIONS, file], place)
        except rocq.Refused:
            return False
    return True


@pytest.mark.infrastructure
@pytest.mark.parametrize("name", some(PROOF, 16))
def test_without_a_condition_the_proof_fails(name: str, compiled: Path, tmp_path: Path) -> None:
    assert not compiles(PROOF[name], compiled, tmp_path)


@pytest.mark.infrastructure
def test_each_condition_stands_where_it_is_dropped() -> None:
    assert all(map(changed, (PROOF | CORPUS).values()))


@pytest.mark.infrastructure
@pytest.mark.parametrize("name", some(CORPUS, 4))
def test_without_a_form_or_a_limit_the_corpus_says_so(name: str, compiled: Path, tmp_path: Path) -> None:
    assert compiles(CORPUS[name], compiled, tmp_path), "the proof fails: this belongs to PROOF"
    rocq.run(build.COMPILE.split(), tmp_path)
    assert set(accepted(tmp_path / "checker", tmp_path)) != set(GOOD) & set(OF_OURS)


def accepted(program: Path, place: Path) -> list[Path]:
    """What a program accepts of the corpus' files of our kinds, and of those that are made here and are bad."""
    paths = list(OF_OURS)
    for number, bytes_ in enumerate(made().values()):
        paths.append(place / f"{number}.json")
        paths[-1].write_bytes(bytes_)
    return [path for path, v in zip(paths, check_files(paths, program), strict=True) if v.verdict == "accepted"]


@pytest.mark.infrastructure
def test_the_checker_as_it_is_is_proved_and_passes(compiled: Path, program: Path, tmp_path: Path) -> None:
    assert set(accepted(program, tmp_path)) == set(GOOD) & set(OF_OURS)
    assert {json.loads(content(path))["kind"] for path in GOOD if path in OF_OURS} == set(KINDS)
