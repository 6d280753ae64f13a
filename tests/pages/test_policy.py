"""What pages may run is named in them by hashes: a byte of a script changed, and it does not run."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from nnbarriers.pages import browser_kernel, duel, html, playground
from nnbarriers.pages.folder import gather
from tests.browser import Browser, browser, changed

pytestmark = pytest.mark.infrastructure
GOOD = Path(__file__).parents[1] / "certificates" / "good"
REFUSED = "violates the following Content Security Policy directive"
SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)


@pytest.fixture(scope="module")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with browser(tmp_path_factory.mktemp("policy")) as found:
        yield found


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> str:
    where = tmp_path_factory.mktemp("out")
    for name in ("A4-threshold", "J-coin"):
        shutil.copy(GOOD / f"{name}.json", where)
    return html.page(gather(where), "out")


@pytest.fixture(params=["playground", "duel", "check", "report"])
def text(request: pytest.FixtureRequest, report: str) -> str:
    """The text of each page that works by itself."""
    made: dict[str, Callable[[], str]] = {
        "playground": playground.page, "duel": duel.page, "check": browser_kernel.page, "report": lambda: report,
    }  # fmt: skip
    return made[request.param]()


def refusals(found: Browser, folder: Path, text: str) -> list[str]:
    """What the browser complains of in a page, which has stood for a while."""
    found.complaints.clear()
    (folder / "page.html").write_text(text, "utf-8")
    found.open(folder / "page.html")
    found.run("new Promise((seen) => requestAnimationFrame(() => requestAnimationFrame(seen)))")
    return list(found.complaints)


def test_every_page_runs_without_complaint_and_allows_no_script_but_its_own(
    chromium: Browser, tmp_path: Path, text: str
) -> None:
    given = re.findall(r'"Content-Security-Policy" content="([^"]*)"', text)
    assert len(given) == 1
    rules = dict(rule.split(" ", 1) for rule in given[0].split("; "))
    assert rules["default-src"] == rules["form-action"] == rules["base-uri"] == "'none'"
    assert re.fullmatch(r"('sha256-[\w+/=]{44}' ?)+", rules["script-src"])
    assert len(rules["script-src"].split()) == len(SCRIPT.findall(text)) > 1
    assert refusals(chromium, tmp_path, text) == []


def test_a_script_with_one_byte_changed_does_not_run(chromium: Browser, tmp_path: Path, text: str) -> None:
    for found in SCRIPT.finditer(text):
        place = found.start(1) + found[1].index(";")
        wrong = text[:place] + " " + text[place:]  # a space, so that it would run as before
        marked = wrong[: found.start(1)] + "window.ran = 1;" + wrong[found.start(1) :]
        refusals(chromium, tmp_path, marked)
        assert chromium.run("window.ran") is None
        complaints = refusals(chromium, tmp_path, wrong)
        assert sum(REFUSED in complaint for complaint in complaints) == 1
        named = changed(wrong, "</main>", "</main>")
        assert refusals(chromium, tmp_path, named) == []  # it is the hash that refuses it, and nothing else


@pytest.mark.parametrize(
    "added",
    [
        "<script>window.added = 1;</script>", '<svg onload="window.added = 1"></svg>',
        '<script src="data:text/javascript,window.added = 1;"></script>',
    ],
)  # fmt: skip
def test_what_is_added_to_a_page_does_not_run(chromium: Browser, tmp_path: Path, text: str, added: str) -> None:
    complaints = refusals(chromium, tmp_path, text.replace("</main>", f"{added}</main>"))
    assert len(complaints) == 1 and REFUSED in complaints[0]
    assert chromium.run("window.added") is None


def test_workers_run_what_the_page_gives_them_and_nothing_else_is_fetched(chromium: Browser, tmp_path: Path) -> None:
    assert refusals(chromium, tmp_path, browser_kernel.page()) == []
    content = (GOOD / "A5-two-points.json").read_text("ascii")
    assert chromium.run(f"kernel.check({json.dumps(content)}).then(({{ verdict }}) => verdict)") == "accepted"
    assert chromium.run("fetch('https://example.org/a.json').then(() => 1, () => 0)") == 0
    assert any("connect-src" in complaint or REFUSED in complaint for complaint in chromium.complaints)
