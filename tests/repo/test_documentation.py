"""Links lead somewhere, pictures are described, what is generated is in step, citations are whole, examples run."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from importlib.metadata import entry_points
from pathlib import Path

import pytest

from docs import citing_table as citing
from nnbarriers.drawing.picture import front
from theory.results import results

pytestmark = pytest.mark.infrastructure
ROOT = Path(__file__).parents[2]
KEPT = ("docs", "nnbarriers", "notebooks", "proofs_check", "tests", "theory")
PAGES = sorted([*ROOT.glob("*.md"), *(page for folder in KEPT for page in (ROOT / folder).rglob("*.md"))])
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.py"))
LINK = re.compile(r"(!?)\[([^\]]*)\]\(([^)\s]+)\)")


def slugs(text: str) -> set[str]:
    """The anchors of a page's headings, as GitHub makes them."""
    prose = re.sub(r"```.*?```", "", text, flags=re.DOTALL)
    return {
        re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")
        for heading in re.findall(r"^#+ (.+)$", prose, re.MULTILINE)
    }


def faults(path: Path, text: str) -> list[str]:
    """Links of a page that lead nowhere, and pictures without a description."""
    found = []
    for picture, words, link in LINK.findall(re.sub(r"```.*?```|`[^`\n]*`", "", text, flags=re.DOTALL)):
        if picture and len(words) < 15:
            found.append(f"{link}: a picture needs a description")
        if re.match(r"https?://", link):
            continue
        name, _, anchor = link.partition("#")
        target = (path.parent / name).resolve() if name else path
        if name and not target.exists():
            found.append(f"{link}: no such file")
        elif anchor and target.suffix == ".md" and anchor not in slugs(target.read_text("utf-8") if name else text):
            found.append(f"{link}: no such heading")
    return found


@pytest.mark.parametrize("path", [*PAGES, *NOTEBOOKS], ids=lambda p: p.relative_to(ROOT).as_posix())
def test_links_lead_somewhere_and_pictures_are_described(path: Path) -> None:
    assert faults(path, path.read_text("utf-8")) == []


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("[x](nowhere.md)", "no such file"),
        ("[x](results-A.md#a99)", "no such heading"),
        ("# Here\n[x](#there)", "no such heading"),
        ("![](attack.svg)", "needs a description"),
    ],
)
def test_faults_of_pages_are_noticed(text: str, fault: str) -> None:
    (found,) = faults(ROOT / "docs" / "page.md", text)
    assert fault in found


def test_the_picture_of_the_readme_is_the_one_that_is_drawn() -> None:
    picture = front()
    assert (ROOT / "docs" / "attack.svg").read_text("utf-8") == picture.svg, "run `make pictures`"
    readme = (ROOT / "README.md").read_text("utf-8")
    told = re.fullmatch(
        r"A network of (\d+) neurons, trained: right at all (\d+)\. One vector of size (\S+) later: wrong at"
        r" (\d+ of \d+)\. A network of (\d+) neurons: right, moved or not\.",
        picture.alt,
    )
    assert told is not None
    neurons, n, size, wrong, more = told.groups()
    assert f"trained network of {neurons} neurons is right at all {n} points" in readme
    assert f"One vector of size {size} slides" in readme
    assert f"the network is wrong at {wrong}. A network of {more} neurons" in readme


def test_the_table_of_citations_is_in_step() -> None:
    text = citing.PAGE.read_text("utf-8")
    assert citing.written(text) == text, "run `make pictures`"
    assert all(re.search(rf"\b{result.id}\b", text) for result in results())


def test_the_citation_file_is_whole() -> None:
    text = (ROOT / "CITATION.cff").read_text("utf-8")
    yaml = pytest.importorskip("yaml", reason="PyYAML comes with the extra `docs`")
    body = yaml.safe_load(text)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert body["cff-version"] == "1.2.0"
    assert {"message", "title", "authors", "type", "version", "license", "references"} <= set(body)
    assert str(body["version"]) == project["version"]
    assert body["license"] == project["license"]
    assert [author["name"] for author in body["authors"]] == [author["name"] for author in project["authors"]]
    for reference in body["references"]:
        assert {"type", "title", "authors"} <= set(reference)
        assert reference["type"] in ("article", "generic")
        assert all("family-names" in author for author in reference["authors"])
        assert all({"type", "value"} == set(entry) for entry in reference.get("identifiers", []))
    cited = " ".join(result.source for result in results())
    assert all(reference["title"] in cited for reference in body["references"])


STEPS = tomllib.loads((ROOT / "docs" / "steps.toml").read_text("utf-8"))


def missing(step: dict[str, str]) -> list[str]:
    """What a step of a proof names that does not exist."""
    found = []
    if rocq := step.get("rocq"):
        file, name = rocq.split(".")
        source = ROOT / "proofs_check" / (f"{file}.v" if file.startswith("verified/") else f"rocq/{file}.v")
        if not source.exists() or not re.search(
            rf"^(Theorem|Lemma|Corollary) {name}\b", source.read_text(), re.MULTILINE
        ):
            found.append(rocq)
    if test := step.get("test"):
        path, name = test.split("::")
        names = {n.name for n in ast.parse((ROOT / path).read_text()).body if isinstance(n, ast.FunctionDef)}
        if name not in names:
            found.append(test)
    return [*found, *([] if test else ["no test"]), *([] if rocq or step.get("why") else ["no lemma, and no reason"])]


def test_the_notes_on_the_sources_are_numbered_and_set_us_beside_both_abstracts() -> None:
    page = (ROOT / "theory" / "SOURCE_NOTES.md").read_text()
    numbers = [int(number) for number in re.findall(r"^(\d+)\. \*\*", page, re.MULTILINE)]
    assert numbers == list(range(1, len(numbers) + 1))
    assert {int(number) for number in re.findall(r"\bnote (\d+)", page)} <= set(numbers)
    beside = page.split("## Ours beside the abstracts")[1]
    told = " ".join(re.findall(r"\b[ABCE]\d\b", beside))
    for source, own in (("BHV", ("A3", "A6", "B2")), ("CAH", ("C1", "E2"))):
        assert beside.count(f". **[{source}]") >= 3
        assert all(name in told for name in own)


def test_every_result_has_its_steps_and_what_they_name_exists() -> None:
    assert set(STEPS) == {result.id for result in results()}
    assert [(name, fault) for name, steps in STEPS.items() for step in steps for fault in missing(step)] == []


def test_a_step_that_names_nothing_is_noticed() -> None:
    assert missing({"step": "x"}) == ["no test", "no lemma, and no reason"]
    assert missing({"step": "x", "why": "an example"}) == ["no test"]
    assert missing({"step": "x", "rocq": "Networks.A0_pieces"}) == ["no test"]
    test = "tests/theory/test_networks.py::test_at_most_p_of_n_pieces_on_any_line"
    assert missing({"step": "x", "test": test}) == ["no lemma, and no reason"]
    assert missing({"step": "x", "test": test, "rocq": "verified/Json.parse_written"}) == []
    for wrong in ("Networks.A0_piecez", "Nowhere.A0", "verified/Networks.A0_pieces"):
        assert missing({"step": "x", "rocq": wrong, "test": test}) == [wrong]
    test = "tests/theory/test_networks.py::test_none"
    assert missing({"step": "x", "test": test, "why": "an example"}) == [test]


def test_the_targets_of_the_makefile_are_listed_by_help_and_those_named_exist() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    targets = set(re.findall(r"^([a-z-]+):.*## ", makefile, re.MULTILINE))
    assert targets | {"help"} == set(re.findall(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)[0].split())
    named = {name for page in PAGES for name in re.findall(r"`make ([a-z-]+)`", page.read_text("utf-8"))}
    assert named <= targets


EXAMPLES = re.findall(
    r"```python\n# (test_\w+\.py)\n(.*?)```", (ROOT / "docs" / "strategies.md").read_text(), re.DOTALL
)


def test_the_examples_of_the_page_on_strategies_pass(tmp_path: Path) -> None:
    assert [name for name, _ in EXAMPLES] == ["test_asserted.py", "test_types.py", "test_mine.py", "test_attack.py"]
    for name, text in EXAMPLES:
        (tmp_path / name).write_text(text)
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(tmp_path)]
    environment = {"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin"}
    done = subprocess.run(
        command, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stdout[-2000:]
    assert "5 passed" in done.stdout


def test_hypothesis_knows_our_types_and_is_not_slowed_down_by_it() -> None:
    (entry,) = (e for e in entry_points(group="hypothesis") if e.name == "barriers")
    assert entry.value == "nnbarriers.registration:register"
    code = "import sys, hypothesis; print({'sympy', 'proofs_check.strategies'} & set(sys.modules))\n"
    code += "from theory.families import Family as F; print(hypothesis.strategies.from_type(F))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[0] == "set()"
    assert "jumps() | forks()" in done.stdout or "one_of(jumps(), forks())" in done.stdout
