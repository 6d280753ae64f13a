"""The documentation site: it builds, its links lead somewhere, pages of results are whole, so is the graph."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from docs import build, dependencies, result_pages, source_pages
from docs import front as front_page
from proofs_check.kernel import check_file
from tests.site import built
from theory.results import results

pytestmark = pytest.mark.infrastructure
ROOT = Path(__file__).parents[2]


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
        for step in result_pages.steps()[result.id]:
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
