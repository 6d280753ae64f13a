"""The page of `barriers report` in headless Chromium: from file://, at a phone's width, dark, on paper, by keyboard."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from nnbarriers.pages.folder import gather
from nnbarriers.pages.html import page

pytestmark = pytest.mark.infrastructure
GOOD = Path(__file__).parents[1] / "certificates" / "good"
NAMES = ("A4-threshold", "A5-two-points", "J-coin", "K-half-open", "C0-P1", "E0-hadamard-4")
CHROMIUM = next((p for p in map(shutil.which, ("chromium", "chromium-browser", "google-chrome")) if p), None)
DARK, LIGHT, PAPER = "(prefers-color-scheme: dark)", "(min-width: 1px)", "@media print"
MEDIA = {"light": {}, "dark": {DARK: LIGHT}, "print": {PAPER: "@media screen"}}
"""A browser in another mood, by the rules of style that it then obeys."""
PROBE = Path(__file__).with_name("probe.js").read_text("utf-8")
FRAME = """<title>waiting</title><style>body { margin: 0 } iframe { border: 0; width: WIDTHpx; height: 900px }</style>
<script>addEventListener("message", (event) => { document.title = "probed " + event.data; });</script>
<iframe src="probe.html"></iframe>"""


def browse(folder: Path, text: str, width: int) -> tuple[dict[str, Any], str]:
    """What the probe tells of a page in a frame of this width, and the browser's own complaints."""
    if CHROMIUM is None:
        if os.environ.get("CI"):
            pytest.fail("no chromium: .ci/run installs it")
        pytest.skip("no chromium on this machine")
    (folder / "probe.html").write_text(text.replace("</body>", f"<script>{PROBE}</script></body>"))
    (folder / "frame.html").write_text(FRAME.replace("WIDTH", str(width)))
    command = [CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder / 'profile'}"]
    command += ["--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update"]
    command += ["--disable-sync", "--enable-logging=stderr", "--window-size=1300,900", "--virtual-time-budget=5000"]
    command += ["--dump-dom", (folder / "frame.html").as_uri()]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    title = re.search(r"<title>probed (.*?)</title>", done.stdout, re.DOTALL)
    assert title, done.stderr[-500:]
    return json.loads(unescape(title[1])), done.stderr


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> str:
    where = tmp_path_factory.mktemp("out")
    for name in NAMES:
        shutil.copy(GOOD / f"{name}.json", where)
    return page(gather(where), "out")


def turned(text: str, media: str) -> str:
    for old, new in MEDIA[media].items():
        assert old in text
        text = text.replace(old, new)
    return text


@pytest.mark.parametrize("media", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 800, 1280])
def test_the_page_works_without_complaints(shown: str, tmp_path: Path, media: str, width: int) -> None:
    told, complaints = browse(tmp_path, turned(shown, media), width)
    assert "CONSOLE" not in complaints
    assert told["width"] == width
    assert told["wide"] == told["wideOpen"] == told["wideAfter"] == []  # nothing to be scrolled sideways
    assert told["faint"] == told["faintOpen"] == told["faintAfter"] == []  # 4.5 : 1 in both themes
    assert told["tools"] == 2
    assert told["folded"] is True  # the long table, until somebody asks for it
    assert told["left"] == [f"{n} of {len(NAMES)} rows" for n in (len(NAMES), 2, 0, len(NAMES))]
    fails = "λ = {}: the network fails at {} of 12 points"
    assert told["slid"] == [fails.format(1, 6), 6, fails.format(0, 0), 0, True]
    assert told["unreachable"] == told["nameless"] == []
    assert told["trees"] == told["leaves"] == 5  # of two inputs and of three, unfolded to a leaf
    colours = ["rgb(255, 255, 255)", "rgb(22, 25, 28)"]
    assert told["paint"] == (colours if media == "light" else colours[::-1])


def test_on_paper_it_is_dark_on_white_and_shows_hashes_and_commands(shown: str, tmp_path: Path) -> None:
    told, _ = browse(tmp_path, turned(shown, "print"), 700)
    assert told["paint"] == ["rgb(255, 255, 255)"] * 2  # also for who reads in the dark
    assert told["tools"] == 0
    assert told["hashes"] == 2 * told["articles"] == 2 * len(NAMES)
    assert told["wide"] == told["faint"] == told["faintAfter"] == []


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("</main>", '<div style="width: 500px">wide</div></main>', "wide"),
        ("</main>", '<p style="color: #999">faint</p></main>', "faint"),
        ("</main>", '<a href="#results" tabindex="-1">no key</a></main>', "unreachable"),
        ("</main>", "<button></button></main>", "nameless"),
    ],
)
def test_faults_of_a_page_are_noticed(shown: str, tmp_path: Path, old: str, new: str, key: str) -> None:
    told, _ = browse(tmp_path, shown.replace(old, new), 390)
    assert len(told[key]) == 1


def test_an_error_of_a_script_is_noticed(shown: str, tmp_path: Path) -> None:
    _, complaints = browse(tmp_path, shown.replace("</main>", "</main><script>nothing.of.this()</script>"), 390)
    assert "CONSOLE" in complaints
