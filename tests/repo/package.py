"""Wheel and sdist: built, looked into, and used as a stranger would; `make package`.

`python -m tests.repo.package FOLDER` leaves them in FOLDER. They are built of what git tracks, beside files that it
does not track and that must not get in. The wheel is installed into an empty environment, of each Python from 3.11 to
3.13 that is here, and used in an empty folder; then the same environment gets pytest and Hypothesis, and suites with a
`theory` of their own run in it. Exit code 1, and what is wrong first, if something is.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path
from zipfile import ZipFile

ROOT = Path(__file__).parents[2]
PACKAGES = ("theory", "constructions", "proofs_check", "nnbarriers")
UNTRACKED = (
    "nnbarriers/command/old.txt", "notebooks/.ipynb_checkpoints/x.ipynb", "out/evidence.json",
    "proofs_check/rocq/Networks.vo", "tests/__pycache__/x.pyc", "theory/draft.json",
)  # fmt: skip
PYTHONS = ("3.11", "3.12", "3.13")
STRANGER = """\
from fractions import Fraction

import nnbarriers as nb
from constructions.adversary import defeat
from constructions.trainers.simple import coin
from constructions.training_sets import TrainingSet, double_training_set
from nnbarriers.testing import assert_defeated
from nnbarriers.wording import short
from proofs_check.kernel import Verdict, check_bytes
from theory.networks import ReluNetwork

data: TrainingSet = double_training_set(5)
network: ReluNetwork = ReluNetwork.of([([[1, 0]], [0]), ([[1]], [0])])
verdict: Verdict = check_bytes(b"{}")
text: str = short(Fraction(1, 3))
game: nb.Game = nb.defeat(coin, "B")
found: nb.Attack = nb.attack(network, nb.dataset(5))
eta: tuple[Fraction, ...] = found.eta
bound: Fraction = assert_defeated(coin, nb.jump("p", lambda s: [s], limit=[0], right=[1]), accuracy="1/9").bound
"""
API = """\
import nnbarriers as nb
from constructions.null_space import hadamard_matrix
from constructions.trainers.simple import coin
data = nb.dataset(12)
stable = nb.stabilise(data)
print(bool(nb.check(stable.save('stable.json'))), nb.attack(stable.network, data).verdict, nb.defeat(coin, 'D').bound)
A = hadamard_matrix(1)
print(nb.recover(A, [row[1] for row in A], 1).certificate, 'arXiv' in nb.cite('A3') or '2109.06098' in nb.cite('A3'))
"""
USES = (
    (("barriers", "--version"), "barriers, version "),
    (("barriers", "demonstrate", "J", "K", "C0"), "6 of 6 rows established"),
    (("barriers", "check", "out"), "accepted  K "),
    (("barriers", "demonstrate", "A3"), " not run for want of a library"),
    (("barriers", "results", "A3"), "A3 "),
    (("python", "-m", "nnbarriers", "--help"), "Usage: barriers "),
    (("python", "-m", "proofs_check.kernel", "out/C0-P1.json"), "accepted"),
    (("python", "-c", "import nnbarriers; print(nnbarriers.__file__)"), "site-packages"),
    (("python", "-c", API), "True vacuous 1/2\n<Certificate of E0, accepted"),
)
"""What a stranger does in an empty folder, in this order, and what is to be seen then."""
SUITE = """\
from hypothesis import given, strategies as st
{imports}

@given(st.integers())
def test_mine(n):
    assert n * n >= 0
"""


class Wrong(Exception):
    """Something is wrong with the packages."""


def tracked() -> set[str]:
    """The files that git tracks, as far as they are there."""
    names = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return {name for name in names.split("\0") if name and (ROOT / name).is_file()}


def sdist_faults(names: Iterable[str], files: set[str]) -> list[str]:
    """What an sdist lacks of these files, and what else it holds than them and what setuptools writes."""
    inside = {name.partition("/")[2] for name in names}
    written = {name for name in inside if name in ("PKG-INFO", "setup.cfg") or name.startswith("nnbarriers.egg-info/")}
    return differences(inside - written, files)


def wheel_faults(names: Iterable[str], files: set[str]) -> list[str]:
    """What a wheel lacks of the files in our packages, and what else it holds than them and its own description."""
    inside = {name for name in names if ".dist-info/" not in name}
    return differences(inside, {name for name in files if name.split("/")[0] in PACKAGES})


def differences(inside: set[str], files: set[str]) -> list[str]:
    """One line a file that is missing, or too much."""
    return [f"{name} is missing" for name in sorted(files - inside)] + [
        f"{name} should not be in it" for name in sorted(inside - files)
    ]


def build(files: set[str], out: Path) -> tuple[Path, Path]:
    """Build the sdist of these files, and of that the wheel; return both."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "source")
        for name in (*files, *UNTRACKED):
            (source / name).parent.mkdir(parents=True, exist_ok=True)
            if name in files:
                shutil.copy(ROOT / name, source / name)
            else:
                (source / name).write_text("not tracked")
        run("python", "-m", "build", "--outdir", str(out), str(source), where=Path(folder))
    (sdist,), (wheel,) = out.glob("*.tar.gz"), out.glob("*.whl")
    return sdist, wheel


def run(*words: str, where: Path, bin_folder: Path = Path(sys.executable).parent) -> str:
    """Return what a command of an environment prints; raises `Wrong` with its last line if it fails."""
    command = [str(bin_folder / words[0]), *words[1:]]
    environment = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    done = subprocess.run(command, cwd=where, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        said = (done.stderr or done.stdout).strip()
        raise Wrong(f"{' '.join(words)[:100]}: exit code {done.returncode}: {said[-2000:]}")
    return done.stdout + done.stderr


def use(wheel: Path, python: Path, folder: Path) -> None:
    """Install the wheel into an empty environment and use it in an empty folder; raises `Wrong`."""
    run(python.name, "-m", "venv", "environment", where=folder, bin_folder=python.parent)
    inside, empty = folder / "environment" / "bin", folder / "empty"
    empty.mkdir()
    install = ("python", "-m", "pip", "install", "--quiet", "--constraint", str(ROOT / "constraints.txt"))
    run(*install, str(wheel), where=empty, bin_folder=inside)
    for words, expected in USES:
        said = run(*words, where=empty, bin_folder=inside)
        if expected not in said:
            raise Wrong(f"{' '.join(words)} says nothing of {expected!r}: {said[-2000:]}")
    typed(empty, inside)
    run(*install, "hypothesis", "pytest", where=empty, bin_folder=inside)
    beside_ones_own(folder, inside)


def beside_ones_own(folder: Path, inside: Path) -> None:
    """Run suites with a module, a package and a plain folder `theory` of their own; the first two hide ours."""
    for kind, name in (("module", "theory.py"), ("package", "theory/__init__.py"), ("folder", "theory/test_own.py")):
        suite = folder / kind
        (suite / name).parent.mkdir(parents=True)
        (suite / name).write_text(SUITE.format(imports=""))
        imports = "" if kind == "folder" else "from theory import test_mine as own\n"
        (suite / "test_mine.py").write_text(SUITE.format(imports=imports))
        run("python", "-m", "pytest", "-q", where=suite, bin_folder=inside)
        try:
            run("python", "-m", "nnbarriers", "--version", where=suite, bin_folder=inside)
        except Wrong as error:
            if f"exit code 2: barriers: {suite / name} hides" not in str(error):
                raise
        else:
            if kind != "folder":
                raise Wrong(f"{name} hides ours, and the command does not say so")


def typed(folder: Path, inside: Path) -> None:
    """Check a stranger's file with mypy, and that mypy sees our types: a wrong use is noticed."""
    mypy = ("mypy", "--strict", "--cache-dir", str(folder / "cache"), "--python-executable", str(inside / "python"))
    (folder / "stranger.py").write_text(STRANGER)
    run(*mypy, "stranger.py", where=folder)
    (folder / "wrong.py").write_text(STRANGER + "number: int = network\n")
    try:
        run(*mypy, "wrong.py", where=folder)
    except Wrong as noticed:
        if 'has type "ReluNetwork"' in str(noticed):
            return
    raise Wrong("a stranger's mypy does not see our types")


def pythons() -> list[Path]:
    """The Pythons of this machine that we support, this one among them; pyenv's, too."""
    found = {"{}.{}".format(*sys.version_info): Path(sys.executable)}
    pyenv = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"), "versions")
    for version in PYTHONS:
        for python in (f"python{version}", *map(str, pyenv.glob(f"{version}.*/bin/python"))):
            code = "import ensurepip, sys; print(sys.executable)"
            done = shutil.which(python) and subprocess.run(
                [python, "-c", code], capture_output=True, text=True, check=False
            )
            if done and not done.returncode:
                found.setdefault(version, Path(done.stdout.strip()))
    return list(found.values())


def main(out: Path) -> None:
    """Build, look, use, tell."""
    shutil.rmtree(out, ignore_errors=True)
    files = tracked()
    sdist, wheel = build(files, out.resolve())
    with tarfile.open(sdist) as archive:
        faults = [f"sdist: {fault}" for fault in sdist_faults([e.name for e in archive if e.isfile()], files)]
    with ZipFile(wheel) as zipped:
        faults += [f"wheel: {fault}" for fault in wheel_faults(zipped.namelist(), files)]
    if faults:
        raise Wrong(f"{len(faults)} faults in the packages: " + "; ".join(faults[:20]))
    for path in (sdist, wheel):
        say(f"{path.name}: {path.stat().st_size / 1e6:.1f} MB, all that belongs in it and nothing else")
    for python in pythons():
        start = time.perf_counter()
        with tempfile.TemporaryDirectory() as folder:
            use(wheel, python, Path(folder))
            version = run("python", "--version", where=Path(folder), bin_folder=Path(folder, "environment/bin")).strip()
        seconds = time.perf_counter() - start
        say(
            f"{version}: the wheel works when it is alone, beside a theory of one's own, and for mypy ({seconds:.0f} s)"
        )


def say(text: str) -> None:
    """Print a line now."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    try:
        main(Path(sys.argv[1]))
    except Wrong as error:
        sys.exit(str(error))
