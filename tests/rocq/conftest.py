"""Rocq for the tests, and the compiled sources."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from proofs_check.rocq import build
from tests.rocq import statement_mutants

KEPT = Path(__file__).parents[2] / "out" / "rocq"


def absent(environment: dict[str, str]) -> None:
    """Skip a test that needs Rocq on a machine without it; where everything must be checked (CI), fail instead."""
    reason = "coqc is not installed: make proofs installs it, or apt-get install coq"
    if environment.get("CI", "").lower() in ("true", "1"):
        pytest.fail(f"{reason}; in CI nothing is skipped")
    pytest.skip(reason)


@pytest.fixture(scope="session")
def rocq() -> None:
    """What every test that runs Rocq asks for."""
    if not shutil.which("coqc"):
        absent(dict(os.environ))


def kept(files: list[str], sources: Path, place: Path) -> bool:
    """Whether these files of a folder of sources, and what they are compiled to, were left in a place."""
    return all(
        (place / file).is_file()
        and (place / file).read_bytes() == (sources / file).read_bytes()
        and (place / f"{file}o").is_file()
        for file in files
    )


@pytest.fixture(scope="session")
def compiled(rocq: None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with all sources, compiled: by `make proofs`, or else now (minutes)."""
    folder, there = tmp_path_factory.mktemp("rocq"), kept(build.project(build.HERE), build.HERE, KEPT)
    for file in build.project(build.HERE):
        shutil.copy(build.HERE / file, folder)
        if there:
            shutil.copy(KEPT / f"{file}o", folder)
    if not there:
        build.compile_files(build.project(build.HERE), folder)
    return folder


@pytest.fixture(scope="session")
def instances(compiled: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    """A folder with the compiled instances of mutants, and their names, each after those that it requires."""
    folder = tmp_path_factory.mktemp("mutants")
    return folder, statement_mutants.compile_instances(compiled, folder)
