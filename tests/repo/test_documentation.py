"""Links lead somewhere, pictures are described, what is generated is in step, citations are whole, examples run."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
import tomllib
from importlib.metadata import entry_points
from pathlib import Path

import pytest

from docs import build, dependencies, mathematics, result_pages, source_pages
from docs import citing_table as citing
from docs import front as front_page
from nnbarriers.drawing.picture import front
from proofs_check.kernel import check_file
from tests.site import built
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


def test_a_link_that_leads_nowhere_stops_the_site(tmp_path: Path) -> None:
    docs = ROOT / "docs"
    with pytest.raises(SystemExit, match="leads nowhere"):
        build.relinked("[x](nowhere.md)", docs, tmp_path)
    with pytest.raises(SystemExit, match="leads nowhere"):
        build.relinked("[x](../../outside.md)", docs, tmp_path)
    assert build.relinked("[x](../notebooks/01_paradox.ipynb)", docs, tmp_path) == "[x](../notebooks/01_paradox.md)"
    assert build.relinked("[x](../theory/exact.py)", docs, tmp_path) == "[x](../reference/theory.exact.md)"
    assert '<figure class="picture' in build.relinked("![a picture](attack.svg)", docs, tmp_path)


def test_docstrings_are_shown_as_they_are() -> None:
    prose = source_pages.prose("Return *x* <b> and `y_1`.\n\n>>> 1 < 2\nTrue")
    assert prose == "Return \\*x\\* &lt;b&gt; and <code>y\\_1</code>.\n\n```python\n>>> 1 < 2\nTrue\n```"


def test_a_certificate_is_laid_out_as_the_json_that_it_is() -> None:
    for path in result_pages.certificates().values():
        short = result_pages.shortened(json.loads(path.read_text("utf-8")))
        shown = result_pages.laid_out(short)
        assert json.loads(shown) == short
        assert max(map(len, shown.splitlines())) < 130
    assert result_pages.shortened({"a": "0" * 99, "b": list(range(9))}) == {
        "a": "0" * 28 + "…",
        "b": [0, 1, 2, "… 6 more"],
    }


IDEAS = result_pages.ideas()


def lacking(name: str, entry: dict[str, object]) -> list[str]:
    """What the page of a result lacks: an idea in three lines, a certificate of its kind that the kernel accepts."""
    result = next(result for result in results() if result.id == name)
    found = [] if isinstance(idea := entry.get("idea"), list) and len(idea) == 3 and all(idea) else ["idea"]
    certificate = entry.get("certificate")
    if (result.certificate != "none") != bool(certificate):
        return [*found, "certificate"]
    if certificate:
        verdict = check_file(result_pages.CORPUS / f"{certificate}.json")
        kinds = re.findall(r"[a-z]+(?:-[a-z]+)*", result.certificate.partition("(")[0])
        found += (
            [] if verdict.verdict == "accepted" and verdict.kind in kinds else [f"{certificate}: {verdict.verdict}"]
        )
    return found


def test_every_result_has_the_idea_of_its_proof_and_a_certificate_if_there_is_a_kind() -> None:
    assert list(IDEAS) == [result.id for result in results()]
    assert [(name, fault) for name, entry in IDEAS.items() for fault in lacking(name, entry)] == []
    assert all(len(line) < 200 and line[-1] in ".:" for entry in IDEAS.values() for line in entry["idea"])


def test_an_idea_or_a_certificate_that_is_missing_or_another_is_noticed() -> None:
    good = IDEAS["A3"]
    assert lacking("A3", good) == []
    assert lacking("A3", {**good, "idea": good["idea"][:2]}) == ["idea"]
    assert lacking("A3", {"idea": good["idea"]}) == ["certificate"]
    assert lacking("A0", {"idea": good["idea"], "certificate": "A3-one-vector"}) == ["certificate"]
    assert lacking("A3", {**good, "certificate": "A5-two-points"}) == ["A5-two-points: accepted"]  # of another kind
    wrong = "../bad/" + next((ROOT / "tests" / "certificates" / "bad").glob("A3*.json")).stem
    assert lacking("A3", {**good, "certificate": wrong}) == [f"{wrong}: rejected"]


def test_every_arrow_of_the_graph_follows_from_the_registry_and_nothing_is_lost() -> None:
    uses = {result.id: set(result.uses) for result in results()}
    arrows = dependencies.shown_edges()
    assert all(used in uses[name] for used, name in arrows)
    reached = {name: {name} for name in uses}
    for layer in dependencies.layers():  # from what is used to what uses it
        for name in layer:
            reached[name] |= {far for used, other in arrows if other == name for far in reached[used]}
    assert all(used in reached[name] for name in uses for used in uses[name])
    assert [len(arrows), len(arrows) < sum(map(len, uses.values()))] == [len(set(arrows)), True]
    depth = {name: place for place, layer in enumerate(dependencies.layers()) for name in layer}
    assert set(depth) == set(uses)
    assert all(depth[used] < depth[name] for used, name in arrows)
    drawn = dependencies.graph()
    assert re.findall(r'<a href="(\w+)\.html"', drawn) == [name for layer in dependencies.layers() for name in layer]
    assert drawn.count('class="edge"') == len(arrows)


def test_the_navigation_has_every_page_once_in_short_groups() -> None:
    named = [name for names in front_page.GROUPS.values() for name in names]
    pages = [f"docs/{page.stem}" for page in (ROOT / "docs").glob("*.md")]
    assert sorted(set(named)) == sorted(named)
    assert [name for name in pages if name not in named] == []
    assert max(map(len, front_page.GROUPS.values())) <= 12
    listed = "\n".join(front_page.navigation(["docs/networks", "docs/new"]))
    assert listed.count("docs/networks\n") == listed.count("docs/new\n") == 1
    assert 'href="play.html"' in front_page.card(*front_page.CARDS[0], ["play"])
    assert 'href="notebooks/01_paradox.html"' in front_page.card(*front_page.CARDS[0], [])


def dead_links(site: Path, without: str = "") -> list[str]:
    """The links of the results' steps, and from the proofs to them, that are missing or lead nowhere on the site."""
    linked: dict[str, set[str]] = {}
    for page in (*site.glob("results/*.html"), *site.glob("docs/results-*.html")):
        links = re.findall(r'href="\.\./([^"#]+)(#[^"]*)?"', page.read_text("utf-8"))
        linked[page.relative_to(site).as_posix()] = {name + anchor.replace("-", "_") for name, anchor in links}
    found = []
    for result in results():
        wanted = {f"{Path(name).with_suffix('.html')}" for name in result.tests}
        for step in STEPS[result.id]:
            if rocq := step.get("rocq"):
                file, name = rocq.split(".")
                place = file if file.startswith("verified/") else f"rocq/{file}"
                wanted.add(f"proofs_check/{place}.html#{name.lower()}")
            if test := step.get("test"):
                wanted.add(f"{test.replace('.py::', '.html#')}")
        for link in wanted:
            name, _, anchor = link.partition("#")
            page = site / name
            if link not in linked[f"results/{result.id}.html"] or name == without or not page.is_file():
                found.append(f"{result.id}: {link}")
            elif anchor and f'id="{anchor}"' not in page.read_text("utf-8").replace("-", "_"):
                found.append(f"{result.id}: {link} has no such place")
        if f"results/{result.id}.html" not in linked[result.proof.split("#")[0].replace(".md", ".html")]:
            found.append(f"{result.id}: no link from its proof")
    return found


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(tmp_path_factory)


def test_the_site_builds_offline_without_a_warning(site: Path) -> None:
    pages = list(site.rglob("*.html"))
    assert len(pages) > 100
    assert dead_links(site) == []
    for page in pages:
        resources = re.findall(
            r"<(?:script|link|img|iframe|source)\b[^>]*?(?:src|href)=\"(https?:[^\"]+)\"", page.read_text()
        )
        assert resources == [], page
    gone = "proofs_check/rocq/Alternation.html"
    assert any(f"A3: {gone}#line_changes" in dead for dead in dead_links(site, without=gone))


def lone_letters(page: str) -> list[str]:
    """The headings of a page at its top level that are one letter."""
    headings = re.findall(r"<h1>(.*?)<a class=\"headerlink\"", page, re.DOTALL)
    return [heading for heading in headings if len(re.sub(r"<[^>]*>", "", heading).strip()) < 2]


def test_no_heading_at_the_top_level_is_a_lone_letter(site: Path) -> None:
    assert [page.name for page in site.rglob("*.html") if lone_letters(page.read_text("utf-8"))] == []
    assert lone_letters('<h1>B<a class="headerlink" href="#b"></a></h1>') == ["B"]


def test_the_page_of_a_result_has_all_its_parts(site: Path) -> None:
    for result in results():
        page = (site / "results" / f"{result.id}.html").read_text("utf-8")
        assert len(re.findall(r"<h1>", page)) == 1
        for part in ("idea-of-the-proof", "steps", "what-it-rests-on-and-what-rests-on-it", "code", "tests"):
            assert f'id="{part}"' in page, (result.id, part)
        assert ("next-page" in page) and ("prev-page" in page)
        assert page.count("<math>") > 3
        for used in result.uses:
            assert f'href="{used}.html"' in page
            assert f'href="{result.id}.html"' in (site / "results" / f"{used}.html").read_text("utf-8")
        if path := result_pages.certificates().get(result.id):
            assert f'href="certificates/{path.name}" download' in page
            assert (site / "results" / "certificates" / path.name).read_bytes() == path.read_bytes()
            assert "<strong>accepted</strong> by the kernel" in page
            own = json.loads(path.read_bytes())["result"] == result.id
            assert (f"No certificate is of {result.id} itself" in page) is not own


MARK = r"(?:\{(?:[^{}]|\{[^{}]*\})*\}|\([^()]*\)|[-−+]?[^\W_]+|∞|\*|[-−+])"
ABOVE = re.compile(rf"((?:['’′]|[²³¹⁰⁴⁵⁶⁷⁸⁹⁻ᵀ⁺ᵏⁿᵖⁱ]|\^{MARK})+)(_{MARK}|[₀₁₂ᵢⱼ]+)")
"""What is written above a letter and then what below it; MathML has them the other way round."""


def signs(text: str) -> str:
    """The letters, numbers and signs of a text, in order: no tags, spaces or marks of indices."""
    bare = re.sub(r"</?m[a-z]+\b[^>]*>", "", text).replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    lowered = bare.translate(mathematics.RAISED).translate(mathematics.LOWERED).replace("'", "′").replace("’", "′")
    return re.sub(r"[\s\u200b_^{}()√-]", "", lowered.replace("−", "-"))


def kept(text: str, shown: str) -> bool:
    """Whether what is shown has all the letters and signs of a text in their order, and no other."""
    return signs(ABOVE.sub(r"\2\1", text)) == signs(shown)


def test_what_is_typeset_keeps_every_letter_and_sign_of_the_pages() -> None:
    pages = [*(ROOT / "docs").glob("results-*.md"), ROOT / "theory" / "SOURCE_NOTES.md", ROOT / "docs" / "ideas.toml"]
    for line in (line for page in pages for line in page.read_text("utf-8").splitlines()):
        shown = "".join(part for part, _ in mathematics.formulas(line))
        assert kept(line, shown), line
    assert not kept("F_0 + F_1 ≥ n", "<math><mi>F</mi></math>")
    assert not kept("x² ≤ 1", "<math><mi>x</mi><mo>≤</mo><mn>1</mn></math>")
    assert not kept("12 of 21", "21 of 12")
    assert not kept("x_12", "<math><msub><mi>x</mi><mrow><mn>21</mn></mrow></msub></math>")


@pytest.mark.parametrize(
    ("text", "formulas"),
    [
        ("A network is a map of 24 points, e.g. the solver's; (a) A3 and d-dimensional data.", []),
        ("A. C. Hansen, V. Vlačić and S. Draghici, arXiv:2109.06098, 15 % in 5 s, 2.4e-9", []),
        ("k_minus_one and learning_rate are names", []),
        ("at most P(N) of x_1 and Γ's coins", ["P(N)", "x1", "Γ"]),
        ("F_0 + F_1 ≥ (n − P − 1)/2 points", ["F0+F1≥(n−P−1)/2"]),
        ("‖x_S‖_2 ≤ (ρ/√s)‖x_{S^c}‖_1 + γ‖Ax‖_2", ["‖xS‖2≤(ρ/s)‖xSc‖1", "+γ‖Ax‖2"]),
        ("for s in {0, 1} and a ∈ [1/2, 1]", ["s", "{0,1}", "a∈[1/2,1]"]),
        ("let A be a matrix. A row is long", ["A"]),
        ("K-1 digits, eta = -delta", ["K−1"]),
        ("10^−K and 2^{1/p}", ["10−K", "21/p"]),
        ("By the proof of J, as in W; K (iii) and K’s bounds, X is about all; C:P1, T4:C:P2 and W:P3; U.7, M.1", []),
        ("the hypotheses of K are those of D; B makes it explicit, W says that; the family of B", []),
        (
            "K digits in an ordered field K, a box in W, the matrix B is real; X has shape n",
            ["K", "K", "W", "B", "X", "n"],
        ),
    ],
)
def test_formulas_are_told_from_prose(text: str, formulas: list[str]) -> None:
    found = [re.sub(r"<[^>]*>", "", part) for part, formula in mathematics.formulas(text) if formula]
    assert found == formulas


def test_indices_roots_and_signs_become_mathml() -> None:
    ((shown, _),) = mathematics.formulas("x_S^c")
    assert shown == "<math><msubsup><mi>x</mi><mrow><mi>S</mi></mrow><mrow><mi>c</mi></mrow></msubsup></math>"
    ((shown, _),) = mathematics.formulas("√(1−δ²)")
    assert "<msqrt><mn>1</mn>" in shown
    assert "<msup><mi>δ</mi><mrow><mn>2</mn></mrow></msup></msqrt>" in shown
    ((shown, _),) = mathematics.formulas("−x − y")
    assert [shown.count('form="prefix"'), shown.count('form="infix"')] == [1, 1]


def test_underlines_are_no_emphasis_but_code_addresses_and_headings_are_left_alone() -> None:
    text = "# x_1\nx_1 and `y_1` [z_1](a_b.md#c_d)\n```\nw_1\n```\n| 2_1 |"
    assert build.typeset(text) == ("# x_1\nx\\_1 and `y_1` [z\\_1](a_b.md#c_d)\n```\nw_1\n```\n| 2\\_1 |")
