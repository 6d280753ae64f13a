"""The registry tells the truth: whatever it names exists, and wrong entries are refused."""

from __future__ import annotations

import ast
import re
import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from nnbarriers.demonstrations.demonstrate import DEMONSTRATIONS
from nnbarriers.places import builder_place, theorem_place
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


def named(docstring: str) -> set[str]:
    """The results that a docstring names, in the style (A3, A4), (C1 ii), (A7b), (A8, in the setting of [D])."""
    prose = " ".join(docstring.partition(">>>")[0].split())
    parts = [part for group in re.findall(r"\(([^()]*)\)", prose) for part in group.split(", ")]
    return {match[1] for part in parts if (match := re.fullmatch(r"([A-Z]\d?)(?:[ab]| [iv]+)?", part))}


def section(page: str, name: str) -> str | None:
    """The part of a page of proofs that is about a result, or None if there is none."""
    text = (ROOT / page).read_text("utf-8") if (ROOT / page).is_file() else ""
    found = re.search(rf"^## {name}\n(.*?)(?=^#+ |\Z)", text, re.DOTALL | re.MULTILINE)
    return found and found[1]


def code(result: Result) -> str:
    """The line of a proof that names the builders of its result."""
    links = [f"[`{name}`](../{name.partition(':')[0].replace('.', '/')}.py)" for name in result.builders]
    return f"Code: {', '.join(links)}."


def shown(notebook: str) -> set[str]:
    """The results that are named in a notebook, in words or as ranges such as A0–A8."""
    path = ROOT / "notebooks" / f"{notebook}.py"
    text = path.read_text("utf-8") if path.is_file() else ""
    ranges = re.findall(r"\b([A-ET])(\d)–\1?(\d)\b", text)
    within = {f"{letter}{number}" for letter, low, high in ranges for number in range(int(low), int(high) + 1)}
    return within | set(re.findall(r"\b(?:[A-ETX]\d|[DJKMUVW])\b", text))


def faults(result: Result) -> list[str]:
    """What an entry names that does not exist."""
    found = []
    for builder in result.builders:
        try:
            if result.id not in named(builder_place(builder).doc):
                found.append(f"builder {builder}: its docstring does not name {result.id}")
        except BarriersError as error:
            found.append(f"builder {error}")
    kinds = re.findall(r"[a-z]+(?:-[a-z]+)*", result.certificate.partition("(")[0].replace("none", ""))
    writers = {name.partition(":")[2] for name in result.builders}
    if not any(name.endswith(".certificate") for name in writers):  # a method, which writes what it is the verdict of
        found += [f"certificate {kind}" for kind in kinds if f"{kind.replace('-', '_')}_certificate" not in writers]
    page, _, anchor = result.proof.partition("#")
    proof = section(page, anchor.upper())
    if proof is None:
        found.append(f"proof {result.proof}")
    elif re.findall(r"^Code: .*$", proof, re.MULTILINE) != [code(result)]:
        found.append(f"proof {result.proof}: its line of code is not\n{code(result)}")
    found += [f"notebook {name}" for name in result.notebooks if result.id not in shown(name)]
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
    assert all(theorem_place(name).line for name in result.theorems)
    assert len(result.statement) > 80
    assert find(result.id) is result


def test_wrong_entries_are_noticed() -> None:
    good = find("A3")
    values: dict[str, Any] = vars(good)
    for change in (
        {"certificate": "instability, stability"},
        {"notebooks": ("03_one_half",)},
        {"notebooks": ("10_none",)},
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
        ("words", None),
        ("builders", None),
        ("builders", []),
        ("builders", "theory.layers:piece_bound"),
        ("builders", [3]),
        ("builders", ["theory.layers"]),
        ("builders", ["theory/layers.py:piece_bound"]),
        ("builders", ["theory.layers:piece_bound", "theory.layers:piece_bound"]),
        ("tests", []),
        ("notebooks", None),
        ("theorems", "Networks.A0_pieces"),
        ("uses", "A1"),
        ("uses", ["A1", "A1"]),
    ],
)
def test_entries_of_the_wrong_shape_are_refused(key: str, value: object) -> None:
    table = tomllib.loads((ROOT / "theory" / "results.toml").read_text())
    entry: dict[str, Any] = {**table["result"][0], key: value}
    if value is None:
        del entry[key]
    with pytest.raises(BarriersError, match="result A0"):
        registry._entry(entry, table["sources"])


def test_text_in_the_place_of_a_list_is_told_as_such() -> None:
    text = TEXT.replace(BUILT, BUILT.replace("[", "").replace("]", ""))
    with pytest.raises(BarriersError, match="result A2: builders must be a list of strings, got 'constructions"):
        registry._read(text)


def test_ids_are_unique_and_every_mark_names_an_entry() -> None:
    names = [result.id for result in results()]
    assert len(set(names)) == len(names)
    marked = set()
    for path in (ROOT / "tests").rglob("test_*.py"):
        for call in re.findall(r"mark\.result\(([^)]*)\)", path.read_text()):
            marked |= set(re.findall(r'"([A-Z][0-9]*)"', call))
    assert marked == set(names)


def circles(uses: dict[str, tuple[str, ...]]) -> list[str]:
    """The results that use one which does not exist, or on which they rest in a circle."""
    settled: set[str] = set()
    while new := {name for name, used in uses.items() if name not in settled and settled >= set(used)}:
        settled |= new
    return sorted(set(uses) - settled)


def told(result: Result) -> str:
    """The statement of a result with its proof in words."""
    page, _, anchor = result.proof.partition("#")
    return f"{result.statement} {section(page, anchor.upper())}"


def test_what_a_result_uses_exists_is_told_in_its_proof_and_does_not_use_it_in_turn() -> None:
    uses = {result.id: result.uses for result in results()}
    assert circles(uses) == []
    unnamed = {(r.id, used) for r in results() for used in r.uses if not re.search(rf"\b{used}\b", told(r))}
    assert unnamed == set()
    assert circles(uses | {"A0": ("A6",)}) != []
    assert "A5" in circles(uses | {"A5": ("A9",)})


TEXT = (ROOT / "theory" / "results.toml").read_text("utf-8")


def broken(old: str, new: str) -> list[str]:
    """What is wrong with A2 in a copy of the registry in which one text is replaced."""
    assert TEXT.count(old) == 1
    try:
        (result,) = (result for result in registry._read(TEXT.replace(old, new)) if result.id == "A2")
        return faults(result)
    except BarriersError as error:
        return [str(error)]


BUILT = 'builders = ["constructions.instability:interpolating_network"]'
NOT_NAMED = "builder constructions.precision:price: its docstring does not name A2"


@pytest.mark.parametrize(
    ("new", "fault"),
    [
        ('builders = ["constructions.instability:no_such_function"]', "defines no such function"),
        ('builders = ["constructions.instability:UniversalPerturbation.no_such_method"]', "defines no such function"),
        ('builders = ["constructions.instability:interpolating_network.inside"]', "defines no such function"),
        ('builders = ["constructions.none:interpolating_network"]', "constructions/none.py defines no such function"),
        ('builders = ["constructions.precision:price"]', NOT_NAMED),
        ("builders = []", "result A2: builders must not be empty"),
        ("", "result A2: builders must be a list of strings"),
        (BUILT.replace('"]', '", "constructions.training_sets:epsilon"]'), "epsilon: its docstring does not name A2"),
    ],
)
def test_a_registry_with_a_wrong_builder_is_refused(new: str, fault: str) -> None:
    assert broken(BUILT, BUILT) == []
    assert fault in broken(BUILT, new)[0]


def test_the_line_of_code_of_a_proof_is_the_list_of_the_registry() -> None:
    good = find("A5")
    assert faults(good) == []
    for builders in (good.builders[:1], good.builders[::-1]):
        (fault, *_) = faults(replace(good, builders=builders, certificate="none"))
        assert fault.startswith("proof docs/results-A.md#a5: its line of code is not\nCode: [`constructions.")


def test_a_docstring_names_results_in_brackets_and_not_otherwise() -> None:
    assert named("Return x (A3, A4, [BHV]).\n\n    More (C1 ii; A7b) and (A8, in the\n    setting of [D]) (A7a).") == {
        "A3", "A4", "A8", "A7"
    }  # fmt: skip
    assert named("Return C/(D sqrt(s)), eps(n) of A1, (D for LP).\n\n>>> f(A2)") == set()


def test_the_notebooks_of_a_result_are_those_that_name_it() -> None:
    names = sorted(path.stem for path in (ROOT / "notebooks").glob("*.py") if path.stem[0].isdigit())
    assert len(names) == 11
    for result in results():
        named_in = [name for name in names if result.id in shown(name)]
        assert list(result.notebooks) == [name for name in named_in if (result.id, name) not in LETTERS]


LETTERS = {("K", "05_digits"), ("M", "02_fixed_architectures"), ("W", "07_precision")}
"""Where a letter is not a result: K digits, M points that are drawn, weights of size W."""
