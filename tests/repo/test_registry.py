"""The registry tells the truth: whatever it names exists, and wrong entries are refused."""

from __future__ import annotations

import ast
import importlib
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from nnbarriers.demonstrations.demonstrate import DEMONSTRATIONS
from proofs_check.rocq import build
from proofs_check.symbolic import proved
from theory import results as registry
from theory.exact import BarriersError
from theory.results import Result, find, results

pytestmark = pytest.mark.infrastructure
ROOT = Path(__file__).parents[2]


def marked_tests(path: Path, identifier: str) -> list[tuple[str, list[str]]]:
    """The tests of a file that are marked with a result, with the names of their decorators."""
    tree = ast.parse(path.read_text())
    everywhere = any(
        isinstance(node, ast.Assign) and f"'{identifier}'" in ast.unparse(node.value) for node in tree.body
    )
    found = []
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            decorators = [ast.unparse(d) for d in node.decorator_list]
            if everywhere or any("mark.result" in d and f"'{identifier}'" in d for d in decorators):
                found.append((node.name, decorators))
    return found


def supported(result: Result, evidence: str) -> bool:
    """Whether something in the repository is evidence of this kind for this result."""
    if evidence in ("certificate", "smt"):
        folder = ROOT / "tests" / ("kernel" if evidence == "certificate" else "smt")
        return any(marked_tests(path, result.id) for path in folder.glob("test_*.py"))
    if evidence == "symbolic":
        return result.id in proved()
    tests = [test for name in result.tests if (ROOT / name).is_file() for test in marked_tests(ROOT / name, result.id)]
    if evidence == "property-tested":
        return any(d.startswith("given") for _, decorators in tests for d in decorators)
    if evidence == "exhaustive":
        return any("mark.exhaustive" in d for _, decorators in tests for d in decorators)
    checked = build.theorems(build.HERE)
    own = [name for name in checked if re.fullmatch(rf"\w+\.{result.id}(_\w+)?", name)]
    return bool(own) and set(own) <= set(result.theorems) <= set(checked)


def faults(result: Result) -> list[str]:
    """What an entry names that does not exist."""
    found = []
    module, _, path = result.builder.partition(":")
    try:
        thing = importlib.import_module(module)
        for name in path.split("."):
            thing = getattr(thing, name)
    except (ImportError, AttributeError):
        found.append(f"builder {result.builder}")
    page, _, anchor = result.proof.partition("#")
    if not (ROOT / page).is_file() or f"\n## {anchor.upper()}\n" not in (ROOT / page).read_text():
        found.append(f"proof {result.proof}")
    for test in result.tests:
        text = (ROOT / test).read_text() if (ROOT / test).is_file() else ""
        if not re.search(rf'mark\.result\([^)]*"{result.id}"', text):
            found.append(f"test {test}")
    found += [f"evidence {evidence}" for evidence in result.evidence if not supported(result, evidence)]
    return found


@pytest.mark.parametrize("result", results(), ids=lambda r: r.id)
def test_whatever_an_entry_names_exists(result: Result) -> None:
    assert faults(result) == []
    assert result.id in DEMONSTRATIONS
    assert len(result.statement) > 80
    assert find(result.id) is result


def test_wrong_entries_are_found_out() -> None:
    good = find("A3")
    values: dict[str, Any] = vars(good)
    for change in (
        {"builder": "constructions.instability:no_such_function"},
        {"builder": "no.such.module:f"},
        {"proof": "docs/results-A.md#z9"},
        {"proof": "docs/none.md#a3"},
        {"tests": ("tests/none.py",)},
        {"tests": ("tests/theory/test_exact.py",)},
        {"id": "A7", "proof": "docs/results-A.md#a7", "tests": (), "evidence": ("machine-checked",)},
        {"id": "A0", "proof": "docs/results-A.md#a0", "tests": (), "evidence": ("symbolic",)},
        {"evidence": ("exhaustive",)},
        {"id": "A7", "proof": "docs/results-A.md#a7", "tests": ("tests/constructions/test_random_sets.py",)},
    ):
        assert faults(Result(**(values | change))) != []


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("match", "perfect"),
        ("evidence", []),
        ("evidence", ["hearsay"]),
        ("source", "nobody"),
        ("formal", ""),
        ("theorems", []),
        ("surplus", 1),
        ("title", None),
    ],
)
def test_entries_of_the_wrong_shape_are_refused(key: str, value: object) -> None:
    table = tomllib.loads((ROOT / "theory" / "results.toml").read_text())
    entry = {**table["result"][0], key: value}
    if value is None:
        del entry[key]
    with pytest.raises(BarriersError, match="result A0"):
        registry._entry(entry, table["sources"])


def test_ids_are_unique_and_every_mark_names_an_entry() -> None:
    names = [result.id for result in results()]
    assert len(set(names)) == len(names)
    marked = set()
    for path in (ROOT / "tests").rglob("test_*.py"):
        for call in re.findall(r"mark\.result\(([^)]*)\)", path.read_text()):
            marked |= set(re.findall(r'"([A-Z][0-9]*)"', call))
    assert marked == set(names)
