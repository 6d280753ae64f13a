"""Rules of the house: imports point down, no floats where exactness is promised, and the checks notice violations."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from proofs_check import kernel
from proofs_check.kernel import answers

pytestmark = pytest.mark.infrastructure
ROOT = Path(__file__).parents[2]
FLOATS_ALLOWED = {
    "theory/evaluation.py",  # a float filter with a proved bound
    "theory/lines.py",  # the same on lines
    "theory/rounding.py",  # the bound
    "theory/singles.py",  # the filter in single precision
    "constructions/interchange/arrays.py",  # weights of float networks
    "constructions/layer_texts.py",  # the same in certificates
    "constructions/ascent.py",  # the search for one vector, which decides nothing
    "constructions/dataset_files.py",  # arrays of doubles
    "constructions/output_files.py",  # what a float runtime says
    "constructions/operators.py",  # arrays of real and complex floats
    "constructions/programs.py",  # seconds of a clock
    "constructions/pipes.py",  # the same
    "constructions/isolation.py",  # the same
    "constructions/gallery/routines.py",  # libraries that compute in doubles
}


def exact_modules() -> list[Path]:
    paths = [
        *(ROOT / "theory").glob("*.py"),
        *(ROOT / "constructions").glob("*.py"),
        *(ROOT / "constructions" / "interchange").glob("*.py"),
        *(ROOT / "constructions" / "gallery").glob("*.py"),
        *(ROOT / "proofs_check/kernel").glob("*.py"),
    ]
    return [path for path in sorted(paths) if path.relative_to(ROOT).as_posix() not in FLOATS_ALLOWED]


def floats(source: str) -> list[int]:
    """The lines with float literals, float(), or functions of math and cmath that return floats."""
    lines = []
    exact = {"ceil", "comb", "floor", "gcd", "isqrt", "lcm", "prod"}
    for node in ast.walk(ast.parse(source)):
        literal = isinstance(node, ast.Constant) and isinstance(node.value, float | complex)
        name = isinstance(node, ast.Name) and node.id in ("float", "complex")
        maths = isinstance(node, ast.ImportFrom) and node.module == "math" and not {a.name for a in node.names} <= exact
        whole = isinstance(node, ast.Import) and any(a.name in ("math", "cmath") for a in node.names)
        if literal or name or maths or whole:
            lines.append(node.lineno)
    return lines


@pytest.mark.parametrize("path", exact_modules(), ids=lambda p: p.relative_to(ROOT).as_posix())
def test_no_floats_where_exactness_is_promised(path: Path) -> None:
    assert floats(path.read_text()) == []


@pytest.mark.parametrize("line", ["x = 0.5", "x = float(1)", "from math import sqrt", "import math", "x = 1e-9"])
def test_floats_are_noticed(line: str) -> None:
    assert floats(f"from math import gcd\n{line}\n") == [2]


@pytest.mark.parametrize("path", exact_modules(), ids=lambda p: p.relative_to(ROOT).as_posix())
def test_modules_stay_readable(path: Path) -> None:
    assert len(path.read_text().splitlines()) <= 400


def lines_of_code(path: Path) -> int:
    """The lines that are neither empty, nor comments, nor docstrings."""
    source = path.read_text()
    prose: set[int] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
            prose |= set(range(node.lineno, (node.end_lineno or node.lineno) + 1))
    lines = enumerate(source.splitlines(), 1)
    return sum(bool(line.strip()) and not line.strip().startswith("#") and i not in prose for i, line in lines)


def test_the_kernel_is_readable_at_a_sitting() -> None:
    assert sum(lines_of_code(path) for path in (ROOT / "proofs_check" / "kernel").glob("*.py")) <= 2750


HANDED: dict[str, dict[str, Any]] = {
    "trust": answers.TRUSTED,
    "two-answers": answers.DIFFERENT,
    "solution": answers.SOLVED,
}
"""By kind that `answers` hands on, the checks by result or problem."""


def modules_of(kinds: str, what: str) -> set[str]:
    """The modules that check kinds; of `answers`, which hands on, those for the results or problems named beside."""
    names = re.findall("[a-z-]{4,}", kinds)
    found = {kernel.CHECKS[kind][0].__module__.split(".")[-1] for kind in names}
    checks = {key: check for kind in names for key, check in HANDED.get(kind, {}).items()}
    return found | {checks[name].__module__.split(".")[-1] for name in re.findall(r"\w+", what) if name in checks}


def lines_behind(kinds: str, what: str = "") -> tuple[set[str], int]:
    """The files on which verdicts on these kinds rest, beside those that all kinds share, and the lines of both."""
    folder = ROOT / "proofs_check" / "kernel"
    shared = {"reading", "limits", "__init__", "__main__"}  # __init__ imports all, and for one kind runs one
    rest = modules_of(kinds, what)
    found = rest & {"answers"}
    rest -= found
    while rest:
        found.add(name := rest.pop())
        for node in ast.walk(ast.parse((folder / f"{name}.py").read_text())):
            if isinstance(node, ast.ImportFrom) and node.level == 1:
                rest |= ({node.module} if node.module else {alias.name for alias in node.names}) - found - shared
    total = sum(len((folder / f"{name}.py").read_text().splitlines()) for name in found | shared)
    return {f"{name}.py" for name in found}, total


def test_the_page_says_on_how_many_lines_a_verdict_rests() -> None:
    page = (ROOT / "docs" / "kernel.md").read_text()
    rows = re.findall(r"^\| (`.+?) \((.+?)\) \| (`.+?) \| (\d+) \|$", page, re.MULTILINE)
    assert {*re.findall("[a-z-]{4,}", " ".join(kinds for kinds, *_ in rows))} == {*kernel.CHECKS}
    told = {name for _, what, *_ in rows for name in re.findall(r"\w+", what)}
    assert {name for checks in HANDED.values() for name in checks} <= told
    for kinds, what, files, lines in rows:
        assert lines_behind(kinds, what) == (set(re.findall(r"[\w.]+", files)), int(lines))
        assert int(lines) < 1050
    everything = sum(len(path.read_text().splitlines()) for path in (ROOT / "proofs_check" / "kernel").glob("*.py"))
    assert f"The whole folder has {everything:,}." in page


def test_the_kernel_imports_the_standard_library_alone() -> None:
    for path in (ROOT / "proofs_check" / "kernel").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Import):
                assert all(alias.name.split(".")[0] in sys.stdlib_module_names for alias in node.names)
            if isinstance(node, ast.ImportFrom):
                assert node.level == 1 or (node.module or "").split(".")[0] in sys.stdlib_module_names


def lint_imports(folder: Path) -> int:
    command = [Path(sys.executable).parent / "lint-imports", "--no-cache"]
    return subprocess.run(command, cwd=folder, capture_output=True, check=False).returncode


@pytest.mark.parametrize(
    ("module", "line"),
    [
        (None, ""),
        ("theory/exact.py", "import constructions.training_sets"),
        ("theory/costs.py", "import proofs_check.kernel"),
        ("constructions/precision.py", "import nnbarriers.pages.tables"),
        ("nnbarriers/certificates.py", "import nnbarriers.demonstrations.published"),
        ("nnbarriers/drawing/svg.py", "import nnbarriers.certificates"),
        ("theory/layers.py", "import theory.networks"),
        ("proofs_check/kernel/relu.py", "from . import stability"),
        ("proofs_check/kernel/relu.py", "import theory.exact"),
        ("proofs_check/kernel/relu.py", "import numpy"),
    ],
)
def test_the_import_rules_hold_and_the_linter_notices_a_breach(tmp_path: Path, module: str | None, line: str) -> None:
    for package in ("theory", "constructions", "proofs_check", "nnbarriers"):
        shutil.copytree(ROOT / package, tmp_path / package)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    if module:
        path = tmp_path / module
        path.write_text(path.read_text() + f"\n{line}\n")
    assert (lint_imports(tmp_path) == 0) == (module is None)


def serving_the_face_alone(graph: Any) -> set[str]:
    """Modules of the checks that nobody imports but the face."""
    found = set()
    for module in graph.modules:
        users = graph.find_modules_that_directly_import(module)
        if module.startswith("proofs_check.") and users and all(user.startswith("nnbarriers.") for user in users):
            found.add(module)
    return found


def test_what_the_face_alone_imports_from_the_checks_is_where_checks_begin() -> None:
    grimp = pytest.importorskip("grimp", reason="import-linter is not installed")
    graph = grimp.build_graph("theory", "constructions", "proofs_check", "nnbarriers")
    begins = {"evidence", "peers.answers", "peers.rounding", "peers.vectors", "smt.decisions", "strategies"}
    assert serving_the_face_alone(graph) == {f"proofs_check.{name}" for name in begins}
    graph.add_module("proofs_check.pages")
    graph.add_import(importer="nnbarriers.command.report", imported="proofs_check.pages")
    assert "proofs_check.pages" in serving_the_face_alone(graph)


def test_a_second_run_of_the_tests_does_not_take_the_evidence_of_the_first_for_tests() -> None:
    """Pytest knows the option from tests/conftest.py, which it looks for in the words of the command that are paths."""
    lines = [line for line in (ROOT / "Makefile").read_text().splitlines() if "--evidence" in line]
    assert len(lines) == 3
    assert all("--evidence=out/evidence.json" in line for line in lines)


def test_a_test_without_a_mark_is_refused(tmp_path: Path) -> None:
    (tmp_path / "conftest.py").write_text((ROOT / "tests" / "conftest.py").read_text())
    (tmp_path / "test_x.py").write_text("def test_nothing_in_particular():\n    pass\n")
    (tmp_path / "pytest.ini").write_text("[pytest]\n")
    said = subprocess.run(
        [sys.executable, "-m", "pytest", "-q"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert said.returncode != 0
    assert "mark it with result" in said.stdout + said.stderr


def strangers(text: str) -> list[str]:
    """What a text advises to install by this project's name, which on the package index is that of another project."""
    return re.findall(r"pip install[^\n]*\bbarriers\b[^\n]*", text)


def test_nobody_is_told_to_install_what_is_not_ours() -> None:
    assert strangers("it needs torch: pip install 'barriers[torch]'")
    assert not strangers("in a checkout: pip install -e '.[test]'")
    files = [
        p
        for name in ("theory", "constructions", "proofs_check", "nnbarriers", "docs")
        for p in (ROOT / name).rglob("*.*")
    ]
    told = [p for p in (*files, *ROOT.glob("*.md"), ROOT / "Makefile") if p.suffix in (".py", ".md", "")]
    assert len(told) > 100
    assert [p for p in told if strangers(p.read_text("utf-8"))] == []
