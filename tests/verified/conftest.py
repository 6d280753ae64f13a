"""The proved checker for the tests: by `make verified`, or else built now (a minute)."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from proofs_check.rocq import build as rocq
from proofs_check.verified import build
from proofs_check.verified.program import fresh as kept
from tests.rocq.conftest import absent
from tests.rocq.conftest import kept as compiled_there

KEPT = build.PROGRAM.parent / "compiled"


@pytest.fixture(scope="session")
def tools() -> None:
    """What every test asks for that runs Rocq and OCaml."""
    if not shutil.which("coqc") or not build.links():
        absent(dict(os.environ))


@pytest.fixture(scope="session")
def program(tools: None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program."""
    if kept(build.PROGRAM):
        return build.PROGRAM
    here = tmp_path_factory.mktemp("verified") / "checker"
    build.build(quick=True, program=here)
    return here


@pytest.fixture(scope="session")
def compiled(tools: None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with all sources, compiled: by `make verified`, or else now (minutes)."""
    folder = tmp_path_factory.mktemp("sources")
    below, files = build.needed(build.HERE, rocq.HERE), rocq.project(build.HERE)
    there = compiled_there(below, rocq.HERE, KEPT) and compiled_there(files, build.HERE, KEPT)
    for sources, some in ((rocq.HERE, below), (build.HERE, [*files, "main.ml"])):
        for file in some:
            shutil.copy(sources / file, folder)
            if there and file.endswith(".v"):
                shutil.copy(KEPT / f"{file}o", folder)
    if not there:
        rocq.compile_files([*below, *files], folder, ["-w", "-notation-overridden,-extraction"])
    return folder
