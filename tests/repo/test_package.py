"""What is wrong with a wheel, an sdist or the Makefile's targets is noticed; `make package` builds and uses them."""

from __future__ import annotations

import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

from nnbarriers.command.main import COMMANDS
from tests.repo.package import PACKAGES, PYTHONS, UNTRACKED, sdist_faults, wheel_faults

pytestmark = pytest.mark.infrastructure
ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
EXTRAS = PROJECT["optional-dependencies"]
MAKEFILE = (ROOT / "Makefile").read_text("utf-8")
FILES = {"README.md", "theory/exact.py", "theory/py.typed", "tests/test_x.py"}


def test_what_an_sdist_lacks_and_what_it_should_not_hold_is_noticed() -> None:
    whole = [f"nnbarriers-1/{name}" for name in (*FILES, "PKG-INFO", "setup.cfg", "nnbarriers.egg-info/SOURCES.txt")]
    assert sdist_faults(whole, FILES) == []
    for name in FILES:
        assert sdist_faults(set(whole) - {f"nnbarriers-1/{name}"}, FILES) == [f"{name} is missing"]
    for name in UNTRACKED:
        assert sdist_faults([*whole, f"nnbarriers-1/{name}"], FILES) == [f"{name} should not be in it"]


def test_what_a_wheel_lacks_and_what_it_should_not_hold_is_noticed() -> None:
    whole = ["theory/exact.py", "theory/py.typed", "nnbarriers-1.dist-info/METADATA"]
    assert wheel_faults(whole, FILES) == []
    assert wheel_faults(whole[:1], FILES) == ["theory/py.typed is missing"]
    for name in ("tests/test_x.py", "README.md", *UNTRACKED):
        assert wheel_faults([*whole, name], FILES) == [f"{name} should not be in it"]


@pytest.mark.parametrize("package", PACKAGES)
def test_every_package_says_that_it_is_typed(package: str) -> None:
    assert (ROOT / package / "py.typed").read_text() == ""


def test_the_supported_versions_of_python_are_the_same_everywhere() -> None:
    said = [line.rpartition(" ")[2] for line in PROJECT["classifiers"] if "Python :: 3." in line]
    assert tuple(said) == PYTHONS
    assert PROJECT["requires-python"] == f">={PYTHONS[0]}"


def test_whatever_is_installed_has_an_exact_version() -> None:
    pinned = {
        line.split("==")[0].lower() for line in (ROOT / "constraints.txt").read_text().splitlines() if "==" in line
    }
    wanted = [*PROJECT["dependencies"], *(name for names in EXTRAS.values() for name in names)]
    assert len(wanted) > 30
    assert {re.split(r"[^\w.-]", name)[0].lower() for name in wanted} - pinned == set()


def test_the_targets_of_the_makefile_install_extras_that_there_are() -> None:
    groups = dict(re.findall(r"^EXTRAS_(\w+) := ([\w,]+)$", MAKEFILE, re.MULTILINE))
    for name in re.findall(r"^[a-z-]+: .venv/with-(\w+)", MAKEFILE, re.MULTILINE):
        assert set(groups.get(name, name).split(",")) <= set(EXTRAS)
    assert set(groups) <= set(re.findall(r".venv/with-(\w+)", MAKEFILE))


def plan(tmp_path: Path, target: str) -> str:
    """What make would do on a bare machine."""
    shutil.copy(ROOT / "Makefile", tmp_path)
    (tmp_path / "pyproject.toml").touch()
    (tmp_path / "constraints.txt").touch()
    return subprocess.run(["make", "-n", target], cwd=tmp_path, capture_output=True, text=True, check=True).stdout


def test_the_demo_installs_what_it_needs_and_the_tests_the_rest(tmp_path: Path) -> None:
    assert re.findall(r"--editable '\.\[(.*?)\]'", plan(tmp_path, "demo")) == ["demo"]
    assert re.findall(r"--editable '\.\[(.*?)\]'", plan(tmp_path, "test"))[0] == "demo"
    assert "hypothesis" in " ".join(EXTRAS["test"])
    assert "test" in re.findall(r"--editable '\.\[(.*?)\]'", plan(tmp_path, "test"))[1].split(",")


def test_the_demo_ends_with_commands_that_there_are(tmp_path: Path) -> None:
    _, _, after = plan(tmp_path, "demo").partition("What next?")
    assert len(named := re.findall(r"\.venv/bin/barriers (\w+)", after)) >= 4
    assert set(named) <= set(COMMANDS)
