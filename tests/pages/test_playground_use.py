"""The playground as people use it, in headless Chromium: keys, fingers, screens of all widths, dark, paper."""

from __future__ import annotations

from pathlib import Path

import pytest

from nnbarriers.pages.playground import page
from tests.browser import CLEAN, Browser, changed


@pytest.mark.infrastructure
def test_it_is_worked_by_keyboard(shown: Browser, tmp_path: Path) -> None:
    def focus() -> str:
        return str(shown.run("document.activeElement.id"))

    shown.key("Tab")
    assert focus() == "points"
    shown.key("ArrowRight", 6)
    assert shown.text("points-told") == "30"
    shown.key("Tab", 2)
    shown.key("ArrowLeft", 2)
    assert (focus(), shown.text("neurons-told")) == ("neurons", "3")
    shown.key("Tab")
    assert focus() == "train"
    shown.key("Enter")
    shown.until("document.querySelector('main').getAttribute('aria-busy') === 'false'")
    assert shown.text("training").endswith("right at all 30")
    shown.key("Tab")
    assert focus() == "pull"
    shown.key("ArrowRight", 3)
    assert "at λ = 0.03" in shown.text("headline")
    shown.key("End")
    assert "at λ = 1" in shown.text("headline")
    shown.key("Tab")
    shown.key(" ")
    shown.until("document.getElementById('pull').value === '0'")
    shown.key("Tab")
    shown.key("Enter")
    assert shown.text("certified").startswith("A3: ")
    shown.key("Tab")
    shown.key("Enter")
    assert shown.text("certified").startswith("The claim of A5: 58 neurons")
    shown.key("Tab")
    assert shown.run("document.activeElement.download") == "what-exists.json"


@pytest.mark.infrastructure
def test_it_is_worked_by_touch(shown: Browser) -> None:
    shown.size(390, mobile=True)
    shown.press("train")
    shown.drag("#pull", 0.02, 0.98)
    assert shown.run("Number(document.getElementById('pull').value)") > 90
    assert "fails at 0 of" not in shown.text("headline")


@pytest.mark.infrastructure
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 800, 1280])
def test_nothing_is_too_wide_too_faint_too_small_or_out_of_reach(shown: Browser, width: int, scheme: str) -> None:
    shown.size(width, mobile=width < 500)
    shown.media(scheme)
    shown.press("train")
    shown.choose(pull=60)
    shown.press("certify")
    told = shown.look()
    assert {key: told[key] for key in CLEAN} == CLEAN
    assert told["texts"] > 40 and told["keys"] == 9
    assert told["paper"] == ("rgb(255, 255, 255)" if scheme == "light" else "rgb(22, 25, 28)")


@pytest.mark.infrastructure
def test_on_paper_it_is_dark_on_white_without_controls(shown: Browser) -> None:
    shown.size(700)
    shown.media("dark", "print")
    told = shown.look()
    assert {key: told[key] for key in CLEAN} == CLEAN
    assert (told["paper"], told["keys"]) == ("rgb(255, 255, 255)", 0)


@pytest.mark.infrastructure
@pytest.mark.parametrize(
    ("added", "key"),
    [
        ('<div style="width: 500px">wide</div>', "wide"),
        ('<p style="color: #999">faint</p>', "faint"),
        ('<p style="font-size: 8px">small</p>', "small"),
        ('<a href="#x" tabindex="-1">no key</a>', "unreachable"),
        ("<button></button>", "nameless"),
    ],
)
def test_faults_of_a_page_are_noticed(opened: tuple[Browser, Path], tmp_path: Path, added: str, key: str) -> None:
    found, _ = opened
    (tmp_path / "wrong.html").write_text(changed(page(), "</main>", f"{added}</main>"), "utf-8")
    found.size(390)
    found.media()
    found.open(tmp_path / "wrong.html")
    assert len(found.look()[key]) == 1


@pytest.mark.infrastructure
def test_an_error_of_a_script_is_noticed(opened: tuple[Browser, Path], tmp_path: Path) -> None:
    found, _ = opened
    (tmp_path / "wrong.html").write_text(changed(page(), "</main>", "</main><script>nothing.of.this()</script>"))
    found.complaints.clear()
    found.open(tmp_path / "wrong.html")
    assert len(found.complaints) == 1


@pytest.mark.infrastructure
def test_the_page_is_one_file_that_asks_for_nothing_else() -> None:
    text = page()
    assert "http" not in text.replace("http://www.w3.org/2000/svg", "").replace("http-equiv", "")
    assert len(text) < 250_000  # the kernel is most of it
