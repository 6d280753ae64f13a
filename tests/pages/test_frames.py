"""Pages in a notebook: each works in the frame that shows it, and cannot reach the notebook."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import nnbarriers as nb
from constructions.instability import interpolating_network
from nnbarriers.interactive import Page
from tests.browser import Browser, browser
from theory.exact import BarriersError

POINTS = 16


@pytest.fixture(scope="module")
def made() -> dict[str, Page]:
    data = nb.dataset(POINTS)
    attack = nb.attack(interpolating_network((2, 1, 1), data.delta), data)
    return {"slider": nb.slider(attack), "duel": nb.duel(), "playground": nb.playground()}


@pytest.fixture(scope="module")
def shown(made: dict[str, Page], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    folder = tmp_path_factory.mktemp("frames")
    notebook = folder / "notebook.html"
    body = "".join(page._repr_html_() for page in made.values())
    notebook.write_text(f'<!doctype html><html lang="en"><meta charset="utf-8"><title>A notebook</title>{body}')
    with browser(folder / "profile") as found:
        found.size(900)
        found.open(notebook)
        yield found


@pytest.mark.result("A3", "A4")
def test_the_slider_says_in_its_frame_at_how_many_points_the_network_fails(shown: Browser) -> None:
    said = "document.querySelector('output').textContent"
    with shown.frame("Barriers: one vector, growing"):
        assert shown.run("self.origin") == "null"
        assert shown.run("(() => { try { return parent.document.title; } catch (e) { return e.name; } })()") == (
            "SecurityError"
        )
        assert shown.run(said) == f"λ = 1: the network fails at {POINTS // 2} of {POINTS} points"
        shown.choose(**{"t-1": 0})
        assert shown.run(said) == f"λ = 0: the network fails at 0 of {POINTS} points"


@pytest.mark.result("B2")
def test_the_duel_is_played_in_its_frame(shown: Browser) -> None:
    with shown.frame("Barriers: play an algorithm against the adversary"):
        before = shown.run("document.body.innerText")
        shown.run("const range = document.querySelector('input[type=range]');"
                  "range.value = range.min; range.dispatchEvent(new Event('input'))")  # fmt: skip
        assert shown.run("document.body.innerText") != before


@pytest.mark.result("A5")
def test_the_playground_asks_its_kernel_in_its_frame(shown: Browser) -> None:
    with shown.frame("Barriers: train a network, break it with one vector"):
        shown.run("document.getElementById('certify-stable').click()")
        told = shown.until(
            "(document.getElementById('certified').textContent.match(/kernel in this page says: .*/) || [])[0]"
        )
        assert told.startswith("kernel in this page says: accepted")


@pytest.mark.infrastructure
def test_a_page_is_framed_in_a_sandbox_and_written_whole(made: dict[str, Page], tmp_path: Path) -> None:
    for name, page in made.items():
        framed = page._repr_html_()
        assert 'sandbox="allow-scripts allow-downloads"' in framed and "allow-same-origin" not in framed
        assert framed.count("<iframe") == 1 and "<script" not in framed
        assert "\n" not in framed  # in Markdown, too, it is one block, and its scripts are what their hashes say
        assert page.save(tmp_path / f"{name}.html").read_text("utf-8") == page.html
    with pytest.raises(BarriersError, match=r"ending in \.html"):
        nb.duel().save(tmp_path / "duel.txt")
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(f"{name}.html" for name in made)
