"""The page of `barriers report` in headless Chromium: from file://, at a phone's width, dark, on paper, by keyboard."""

from __future__ import annotations

import shutil
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from nnbarriers.pages import html
from nnbarriers.pages.folder import gather
from tests.browser import CLEAN, Browser, changed

pytestmark = pytest.mark.infrastructure
GOOD = Path(__file__).parents[1] / "certificates" / "good"
NAMES = ("A4-threshold", "A5-two-points", "J-coin", "K-half-open", "C0-P1", "E0-hadamard-4")
SEEN = "[...document.querySelectorAll('{}')].filter((e) => e.checkVisibility()).length"
UNFOLDED = "document.querySelectorAll('details').forEach((e) => { e.open = true; })"
COLOURS = {"light": "rgb(255, 255, 255)", "dark": "rgb(22, 25, 28)"}


@cache
def page() -> str:
    """The page of a folder of six certificates."""
    with TemporaryDirectory() as place:
        for name in NAMES:
            shutil.copy(GOOD / f"{name}.json", place)
        return html.page(gather(Path(place)), "out")


def clean(found: Browser) -> None:
    told = found.look()
    assert {key: told[key] for key in CLEAN} == CLEAN


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 800, 1280])
def test_nothing_is_too_wide_too_faint_too_small_or_out_of_reach(shown: Browser, width: int, scheme: str) -> None:
    shown.size(width, mobile=width < 500)
    shown.media(scheme)
    clean(shown)
    assert shown.run(SEEN.format("#filters")) == 0  # the long table is folded, until somebody asks for it
    shown.run(UNFOLDED)
    clean(shown)
    assert shown.look()["paper"] == COLOURS[scheme]
    shown.run("document.getElementById('theme').click()")
    clean(shown)
    assert shown.look()["paper"] == COLOURS["dark" if scheme == "light" else "light"]


def test_the_slider_moves_the_points_and_says_what_fails(shown: Browser) -> None:
    said, crosses = (
        "document.querySelector('.slider output').textContent",
        SEEN.format(".slider .point.bad > :last-child"),
    )
    places = (
        "[...document.querySelectorAll('.slider .point')].map((e) => Math.round(e.getBoundingClientRect().top)).join()"
    )
    fails = "λ = {}: the network fails at {} of 12 points"
    assert (shown.run(said), shown.run(crosses)) == (fails.format(1, 6), 6)
    before = shown.run(places)
    shown.run("const range = document.querySelector('.slider input');"
              "range.value = 0; range.dispatchEvent(new Event('input'));")  # fmt: skip
    assert (shown.run(said), shown.run(crosses)) == (fails.format(0, 0), 0)
    assert shown.run(places) != before


def test_the_table_is_filtered_by_groups_and_words(shown: Browser) -> None:
    shown.run(UNFOLDED)
    left = [shown.text("left")]
    for name, value in (("group", "A"), ("words", "no such words")):
        shown.run(f"(({{ elements }}) => {{ elements.{name}.value = '{value}'; }})(document.getElementById('filters'));"
                  "document.getElementById('filters').dispatchEvent(new Event('input'))")  # fmt: skip
        left.append(shown.text("left"))
    shown.run("document.getElementById('filters').reset(); new Promise((done) => setTimeout(done))")
    left.append(shown.text("left"))
    assert left == [f"{n} of {len(NAMES)} rows" for n in (len(NAMES), 2, 0, len(NAMES))]


def test_coin_trees_unfold_along_a_branch_to_a_leaf(shown: Browser) -> None:
    unfolded = shown.run(
        "[...document.querySelectorAll('article > details:not(.file)')].map((tree) => {"
        " [tree, ...tree.querySelectorAll('details')].forEach((e) => { e.open = false; });"
        " for (let e = tree; e; e = e.querySelector('details')) e.querySelector('summary').click();"
        " return [...tree.querySelectorAll('.leaf')].some((e) => e.checkVisibility()); })"
    )
    assert unfolded == [True] * 5  # of two inputs and of three


def test_on_paper_it_is_dark_on_white_and_shows_hashes_and_commands(shown: Browser) -> None:
    shown.size(700)
    shown.media("dark", "print")
    clean(shown)
    assert shown.look()["paper"] == COLOURS["light"]  # also for who reads in the dark
    assert shown.run(SEEN.format("#theme, .slider input")) == 0
    articles = shown.run("document.querySelectorAll('article').length")
    assert shown.run(SEEN.format("article code")) == 2 * articles == 2 * len(NAMES)
    shown.run("document.documentElement.dataset.theme = 'dark'")
    assert shown.look()["paper"] == COLOURS["light"]


@pytest.mark.parametrize(
    ("added", "key"),
    [
        ('<div style="width: 500px">wide</div>', "wide"),
        ('<p style="color: #999">faint</p>', "faint"),
        ('<a href="#results" tabindex="-1">no key</a>', "unreachable"),
        ("<button></button>", "nameless"),
        ('<svg aria-label="small" viewBox="0 0 700 40"><text x="20" y="20" font-size="12">small</text></svg>', "small"),
    ],
)
def test_faults_of_a_page_are_noticed(opened: tuple[Browser, Path], tmp_path: Path, added: str, key: str) -> None:
    found, _ = opened
    (tmp_path / "wrong.html").write_text(changed(page(), "</main>", f"{added}</main>"), "utf-8")
    found.size(390)
    found.media()
    found.open(tmp_path / "wrong.html")
    assert len(found.look()[key]) == 1


def test_an_error_of_a_script_is_noticed(opened: tuple[Browser, Path], tmp_path: Path) -> None:
    found, _ = opened
    found.complaints.clear()
    (tmp_path / "wrong.html").write_text(
        changed(page(), "</main>", "</main><script>nothing.of.this()</script>"), "utf-8"
    )
    found.open(tmp_path / "wrong.html")
    assert len(found.complaints) == 1
