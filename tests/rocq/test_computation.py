"""Statements about algorithms, minimisers and linear programs that claim more are refused by Rocq, one by one."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from proofs_check.rocq import build

SOURCES = Path(build.HERE)
FILES = ("Algorithms", "Probability", "Computation", "Sharpness", "Sums", "Optimisation", "Distances", "Entries")
FILES += ("LinearPrograms",)
pytestmark = pytest.mark.skipif(not shutil.which("coqc"), reason="coqc is not installed: make proofs installs it")


def compiles(folder: Path, file: str) -> bool:
    command = ["coqc", *build.OPTIONS, f"{file}.v"]
    return subprocess.run(command, cwd=folder, capture_output=True, check=False).returncode == 0


@pytest.fixture(scope="module")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("rocq")
    for file in FILES:
        shutil.copy(SOURCES / f"{file}.v", folder)
        assert compiles(folder, file), file
    return folder


MORE = {  # file, what it says, what claims more
    "J with 1/3, although a coin attains 1/2": (
        "Computation",
        "alpha b t) -> b <= 1 # 2.\nProof.\n  intros C A.",
        "alpha b t) -> b <= 1 # 3.\nProof.\n  intros C A.",
    ),
    "J for alpha < kappa, although one output can be within kappa/2 of both": (
        "Computation",
        "Hypothesis alpha_small : 2 * alpha < kappa.\n\n(** About",
        "Hypothesis alpha_small : alpha < kappa.\n\n(** About",
    ),
    "J for members that are 2^-n close: the answers are inadmissible": (
        "Algorithms",
        "(forall k, Qabs (f k - limit k) <= power (1 # 4) n)",
        "(forall k, Qabs (f k - limit k) <= power (1 # 2) n)",
    ),
    "K with 1/2 for all algorithms, although 2/3 is attained": (
        "Computation",
        "t) -> b <= 2 # 3) /\\",
        "t) -> b <= 1 # 2) /\\",
    ),
    "K with 1/2 for algorithms that need not halt": (
        "Computation",
        "halts_almost_surely (information Limit) t -> (forall",
        "(forall",
    ),
    "W for algorithms that read beyond the level of the inputs": (
        "Computation",
        "reads_to (information (Member One n)) m t ->",
        "reads_to (information (Member One n)) (m + 2) t ->",
    ),
    "K is sharp with 3/4": (
        "Sharpness",
        "probability_at_least o G (2 # 3)",
        "probability_at_least o G (3 # 4)",
    ),
    "C0 with twice the minimiser of P2": (
        "Optimisation",
        "| P2 lambda => (2 * alpha - lambda) / (2 * alpha * alpha)",
        "| P2 lambda => (2 * alpha - lambda) / (alpha * alpha)",
    ),
    "C0 for entries below lambda, where 0 is the minimiser": (
        "Optimisation",
        "| P2 lambda | P3 lambda => 0 < lambda /\\ lambda < alpha end",
        "| P2 lambda | P3 lambda => 0 < lambda /\\ 0 < alpha end",
    ),
    "D for rho < kappa": (
        "LinearPrograms",
        "power (2 * rho) p < 2 * power c p ->",
        "power rho p < 2 * power c p ->",
    ),
}


@pytest.mark.result("J", "K", "W", "C0", "D")
@pytest.mark.parametrize("name", MORE)
def test_a_statement_that_claims_more_is_refused(compiled: Path, tmp_path: Path, name: str) -> None:
    file, says, claims = MORE[name]
    source = (SOURCES / f"{file}.v").read_text()
    assert says in source
    for other in FILES[: FILES.index(file)]:
        shutil.copy(compiled / f"{other}.vo", tmp_path)
    (tmp_path / f"{file}.v").write_text(source.replace(says, claims))
    assert not compiles(tmp_path, file)
