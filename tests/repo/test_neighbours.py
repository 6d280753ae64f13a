"""A project may have a `theory` of its own: Hypothesis works beside it, and using Barriers says what is hidden."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from nnbarriers import neighbours, registration

pytestmark = pytest.mark.infrastructure
ROOT = Path(__file__).parents[2]
NAMES = ["theory", "constructions", "proofs_check"]


def python(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run Python in a folder, whose files come before ours."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(
        [sys.executable, *words], cwd=folder, env=environment, capture_output=True, text=True, timeout=120, check=False
    )


def own(folder: Path, name: str, kind: str) -> Path:
    """Make a file, or a package, of that name."""
    path = folder / f"{name}.py" if kind == "file" else folder / name / "__init__.py"
    path.parent.mkdir(exist_ok=True)
    path.write_text("raise SystemExit('nobody asked for this file')\n")
    return path


@pytest.mark.parametrize("kind", ["file", "package"])
@pytest.mark.parametrize("name", NAMES)
def test_hypothesis_works_beside_a_file_that_hides_ours_and_using_ours_names_it(
    tmp_path: Path, name: str, kind: str
) -> None:
    path = own(tmp_path, name, kind)
    said = python(tmp_path, "-c", "import hypothesis, nnbarriers; print('imported'); nnbarriers.attack")
    assert said.stdout == "imported\n"
    last = said.stderr.splitlines()[-1]
    assert last.startswith(
        f"nnbarriers.neighbours.Hidden: {path} hides Barriers' own package {name}, in {ROOT / name}: "
    )
    assert "rename it" in last


@pytest.mark.parametrize("name", NAMES)
def test_a_folder_that_is_no_package_hides_nothing_that_is_on_the_path(tmp_path: Path, name: str) -> None:
    (tmp_path / name).mkdir()
    said = python(tmp_path, "-c", "import hypothesis, nnbarriers.neighbours as n; print(n.hidden())")
    assert (said.stdout, said.stderr) == ("None\n", "")


def test_a_folder_that_does_hide_ours_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "nobodys").mkdir()
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setattr(neighbours, "PACKAGES", ("nobodys",))
    assert str(neighbours.hidden()).startswith(f"{tmp_path / 'nobodys'} hides ")
    monkeypatch.setattr(neighbours, "PACKAGES", ("theory", "missing"))
    assert str(neighbours.hidden()).startswith("Barriers' package missing is not in ")


def test_the_command_says_in_one_line_which_file_hides_ours(tmp_path: Path) -> None:
    path = own(tmp_path, "theory", "file")
    for words in (["--version"], ["check", "x.json"]):
        said = python(tmp_path, "-m", "nnbarriers", *words)
        assert (said.returncode, said.stdout) == (2, "")
        (line,) = said.stderr.splitlines()
        assert line.startswith(f"barriers: {path} hides ")


def test_a_suite_with_a_package_theory_of_its_own_runs_as_if_barriers_were_not_there(tmp_path: Path) -> None:
    """The folder comes onto Python's path after Hypothesis has been imported: ours must not have taken its name."""
    suite = tmp_path / "tests" / "theory"
    suite.mkdir(parents=True)
    (tmp_path / "conftest.py").write_text("import hypothesis\n")
    (suite / "__init__.py").write_text("")
    (suite / "networks.py").write_text("class Network: pass\n")
    (suite / "test_mine.py").write_text(
        "from hypothesis import given, strategies as st\nfrom theory.networks import Network\n"
        "@given(st.integers(), st.builds(Network))\ndef test_it(n, network):\n    assert n * n >= 0\n"
    )
    said = python(tmp_path, "-m", "pytest", "-q", "-p", "no:cacheprovider")
    assert "1 passed" in said.stdout, said.stdout


@pytest.mark.parametrize("first", ["hypothesis", "theory.monotone"])
def test_types_are_known_to_hypothesis_whichever_is_imported_first(tmp_path: Path, first: str) -> None:
    code = f"import {first}, theory.monotone, hypothesis.strategies as s; print(s.from_type(theory.monotone.Monotone))"
    assert python(tmp_path, "-c", code).stdout == "monotones()\n"


def test_importing_hypothesis_imports_nothing_of_ours_but_what_waits(tmp_path: Path) -> None:
    said = python(tmp_path, "-c", "import hypothesis, sys; print(*sorted(sys.modules))").stdout.split()
    assert {name for name in said if name.split(".")[0] in (*NAMES, "nnbarriers", "numpy", "sympy")} == {
        "nnbarriers", "nnbarriers.neighbours", "nnbarriers.registration",
    }  # fmt: skip


def test_every_type_that_is_announced_is_drawn_by_its_name(tmp_path: Path) -> None:
    code = "import hypothesis.strategies as s, importlib\n" + "\n".join(
        f"s.from_type(importlib.import_module({module!r}).{name}).validate()"
        for module, (name, _) in registration.TYPES.items()
    )
    said = python(tmp_path, "-c", code)
    assert (said.returncode, said.stderr) == (0, "")
