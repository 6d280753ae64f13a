"""The documentation site in headless Chromium: each page from file://, at three widths, light and dark."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser import Browser, browser
from tests.site import built

pytestmark = pytest.mark.infrastructure
WIDTHS = (390, 800, 1280)
READ = (
    "index.html", "README.html", "results/index.html", "results/A3.html", "docs/results-A.html",
    "docs/certificates.html", "notebooks/01_paradox.html", "notebooks/09_bring_your_own.html", "docs/peers-table.html",
    "docs/solvers-search.html", "reference/theory.exact.html", "proofs_check/rocq/Alternation.html",
)  # fmt: skip
"""Pages all words of which are looked at for contrast."""
MADE = ("reference/", "tests/", "proofs_check/rocq/", "proofs_check/verified/")
"""Folders of pages that are made alike, of sources and modules: in the profile "dev" one in eight is opened."""
SHARE = {"dev": 8}.get(os.environ.get("HYPOTHESIS_PROFILE", "dev"), 1)
LETTERS = """
    [...document.querySelectorAll("svg text, svg tspan")].filter((e) => e.checkVisibility()).filter((e) => {
      if (e.matches("tspan[font-size]")) return false;  // an index
      const { a, b } = e.getScreenCTM();
      return parseFloat(getComputedStyle(e).fontSize) * Math.hypot(a, b) < 9;
    }).map((e) => e.outerHTML)
"""
"""Letters of pictures that are too small, as they are shown."""
LOST = """
    [...document.querySelectorAll("article *")].filter((e) => e.checkVisibility()).filter((e) => {
      if (e.getBoundingClientRect().right <= document.documentElement.clientWidth + 1) return false;
      for (let box = e.parentElement; box && box.tagName !== "ARTICLE"; box = box.parentElement) {
        if (["auto", "scroll"].includes(getComputedStyle(box).overflowX)) return false;
      }
      return true;
    }).map((e) => e.outerHTML.slice(0, 150))
"""
"""What sticks out of the window and cannot be reached by scrolling what it stands in."""
CUT = """
    [...document.querySelectorAll("svg:not(.graph) text")].filter((e) => e.checkVisibility()).filter((e) => {
      const text = e.getBoundingClientRect(), all = e.ownerSVGElement.getBoundingClientRect();
      return text.left < all.left - 1 || text.right > all.right + 1 || text.bottom > all.bottom + 1;
    }).map((e) => e.outerHTML)
"""
"""Words of pictures that end beyond the edge of their picture."""

PAPER = 718
"""The width of A4 between its margins; paper is not scrolled, so nothing may stick out, whatever it stands in."""
BEYOND = """
    [...document.querySelectorAll("article *")].filter((e) => e.checkVisibility()).filter((e) =>
      e.getBoundingClientRect().right > document.documentElement.clientWidth + 1).map((e) => e.outerHTML.slice(0, 150))
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(tmp_path_factory)


@pytest.fixture(scope="module")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with browser(tmp_path_factory.mktemp("site")) as found:
        yield found


def pages(site: Path) -> list[str]:
    """The pages that are opened."""
    found = [path.relative_to(site).as_posix() for path in sorted(site.rglob("*.html")) if "_static" not in path.parts]
    alike = [name for name in found if name.startswith(MADE) and name not in READ]
    return [name for name in found if name not in alike or alike.index(name) % SHARE == 0]


SCHEMES = ("light", "dark")


def faults(found: Browser, site: Path, name: str, opened: str = "light") -> dict[str, list[str]]:
    """What is wrong about a page at any of the widths, light or dark, or on paper; and what it complains of.

    It is opened in one of the schemes, and then shown in both.
    """
    found.complaints.clear()
    found.media(opened)
    found.size(WIDTHS[0])
    found.open(site / name)
    told: dict[str, list[str]] = {"wide": [], "faint": [], "small": [], "cut": []}
    for width in WIDTHS:
        found.size(width)
        for scheme in SCHEMES:
            found.media(scheme)
            told["wide"] += found.run(LOST)
            if found.run("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
                told["wide"].append(f"{name} is scrolled at {width}")
            told["small"] += found.run(LETTERS)
            told["cut"] += found.run(CUT)
            if name in READ:
                told["faint"] += found.look("article")["faint"] + found.look(".sidebar-tree")["faint"]
    found.size(PAPER)
    found.media("light", "print")
    return {**told, "beyond paper": found.run(BEYOND), "complaints": list(found.complaints)}


@pytest.mark.parametrize("half", [0, 1])
def test_no_page_is_scrolled_sideways_or_faint_or_has_small_letters_or_loses_anything_on_paper_or_complains(
    chromium: Browser, site: Path, half: int
) -> None:
    names = pages(site)
    assert set(READ) <= set(names)
    opened = SCHEMES[half]
    wrong = {name: told for name in names[half::2] if any((told := faults(chromium, site, name, opened)).values())}
    assert wrong == {}


@pytest.mark.parametrize(
    ("fault", "key"),
    [
        ('<div style="width: 500px">wide</div>', "wide"),
        ('<div style="overflow-x: auto"><p style="width: 900px">wide</p></div>', "beyond paper"),
        ('<p style="color: #999">faint</p>', "faint"),
        ('<p style="color: #333">faint on a dark ground alone</p>', "faint"),
        ('<svg viewBox="0 0 720 9"><text y="5" font-size="12" fill="currentColor">small</text></svg>', "small"),
        ('<svg viewBox="0 0 90 40" width="90"><text x="70" y="20" fill="currentColor">cut off</text></svg>', "cut"),
        ("<script>nothing.of.this()</script>", "complaints"),
    ],
)
def test_faults_of_a_page_are_noticed(chromium: Browser, site: Path, tmp_path: Path, fault: str, key: str) -> None:
    copy = tmp_path / "site"
    (copy / "results").mkdir(parents=True)
    (copy / "_static").symlink_to(site / "_static")
    text = (site / "results" / "A3.html").read_text("utf-8")
    (copy / "results" / "A3.html").write_text(text.replace("</article>", f"{fault}</article>"), "utf-8")
    assert {name for name, told in faults(chromium, copy, "results/A3.html").items() if told} == {key}


def test_a_faint_link_of_the_navigation_is_noticed(chromium: Browser, site: Path) -> None:
    chromium.media()
    chromium.size(1280)
    chromium.open(site / "results" / "A3.html")
    assert chromium.look(".sidebar-tree")["texts"] > 20
    assert chromium.look(".sidebar-tree")["faint"] == []
    chromium.run("document.querySelector('.sidebar-tree a').style.color = '#999'; 0")
    assert len(chromium.look(".sidebar-tree")["faint"]) == 1


def test_pictures_and_the_graph_stand_in_the_page_in_its_colours(site: Path) -> None:
    for name in ("index.html", "results/index.html", "results/A5.html", "notebooks/01_paradox.html"):
        page = (site / name).read_text("utf-8")
        assert '<figure class="picture' in page
        assert not re.search(r"<img[^>]*\.svg", page)
    for link in re.findall(r'<a href="(\w+\.html)"><title>', (site / "results" / "index.html").read_text("utf-8")):
        assert (site / "results" / link).is_file()
