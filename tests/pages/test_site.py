"""The documentation site in headless Chromium: each page from file://, at three widths, light and dark."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Sequence
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from tests.site import built

pytestmark = pytest.mark.infrastructure
CHROMIUM = next((p for p in map(shutil.which, ("chromium", "chromium-browser", "google-chrome")) if p), None)
WIDTHS = (390, 800, 1280)
READ = (
    "index.html", "README.html", "results/index.html", "results/A3.html", "docs/results-A.html",
    "docs/certificates.html", "notebooks/01_paradox.html", "reference/theory.exact.html",
    "proofs_check/rocq/Alternation.html",
)  # fmt: skip
"""Pages all words of which are looked at for contrast."""
MADE = ("reference/", "tests/", "proofs_check/rocq/", "proofs_check/verified/")
"""Folders of pages that are made alike, of sources and modules: in the profile "dev" one in eight is opened."""
SHARE = {"dev": 8}.get(os.environ.get("HYPOTHESIS_PROFILE", "dev"), 1)
PROBE = Path(__file__).with_name("site.js").read_text("utf-8")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(tmp_path_factory)


def pages(site: Path) -> list[str]:
    """The pages that are opened."""
    found = [path.relative_to(site).as_posix() for path in sorted(site.rglob("*.html")) if "_static" not in path.parts]
    alike = [name for name in found if name.startswith(MADE) and name not in READ]
    return [name for name in found if name not in alike or alike.index(name) % SHARE == 0]


def browse(folder: Path, site: Path, names: Sequence[str], *, dark: bool = False) -> tuple[dict[str, Any], list[str]]:
    """What the probe tells of pages of the site, and what the browser complains of."""
    if CHROMIUM is None:
        if os.environ.get("CI"):
            pytest.fail("no chromium: .ci/run installs it")
        pytest.skip("no chromium on this machine")
    addresses = [(site / name).as_uri() for name in names]
    given = {"PAGES": addresses, "READ": [(site / name).as_uri() for name in READ], "WIDTHS": WIDTHS}
    constants = "".join(f"const {name} = {json.dumps(value)};" for name, value in given.items())
    frame = '<title>waiting</title><iframe style="border: 0; height: 900px"></iframe>'
    frame += f"<script>{constants}{PROBE}</script>"
    (folder / "frame.html").write_text(frame, "utf-8")
    command = [CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder / 'profile'}"]
    command += ["--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update"]
    command += ["--disable-sync", "--enable-logging=stderr", "--window-size=1300,900", "--allow-file-access-from-files"]
    command += [f"--blink-settings=preferredColorScheme={0 if dark else 1}", "--virtual-time-budget=10000000"]
    done = subprocess.run(
        [*command, "--dump-dom", (folder / "frame.html").as_uri()],
        capture_output=True, text=True, timeout=900, check=False,
    )  # fmt: skip
    told = re.search(r"<title>told (.*?)</title>", done.stdout, re.DOTALL)
    assert told, done.stderr[-800:]
    return json.loads(unescape(told[1])), [line for line in done.stderr.splitlines() if "CONSOLE" in line]


@pytest.mark.parametrize("dark", [False, True])
def test_no_page_is_scrolled_sideways_or_faint_or_complains(site: Path, tmp_path: Path, dark: bool) -> None:
    names = pages(site)
    assert set(READ) <= set(names)
    told, complaints = browse(tmp_path, site, names, dark=dark)
    assert told["pages"] == len(names)
    assert told["wide"] == told["faint"] == complaints == []


@pytest.mark.parametrize(
    ("fault", "key"),
    [
        ('<div style="width: 500px">wide</div>', "wide"),
        ('<p style="color: #999">faint</p>', "faint"),
        ("<script>nothing.of.this()</script>", ""),
    ],
)
def test_faults_of_a_page_are_noticed(site: Path, tmp_path: Path, fault: str, key: str) -> None:
    copy = tmp_path / "site"
    (copy / "results").mkdir(parents=True)
    (copy / "_static").symlink_to(site / "_static")
    text = (site / "results" / "A3.html").read_text("utf-8")
    (copy / "results" / "A3.html").write_text(text.replace("</article>", f"{fault}</article>"), "utf-8")
    told, complaints = browse(tmp_path, copy, ["results/A3.html"])
    assert [len(told["wide"]), len(told["faint"]), len(complaints)] == [key == "wide", key == "faint", not key]


def test_pictures_and_the_graph_stand_in_the_page_in_its_colours(site: Path) -> None:
    for name in ("index.html", "results/index.html", "results/A5.html", "notebooks/01_paradox.html"):
        page = (site / name).read_text("utf-8")
        assert '<figure class="picture' in page
        assert not re.search(r"<img[^>]*\.svg", page)
    for link in re.findall(r'<a href="(\w+\.html)"><title>', (site / "results" / "index.html").read_text("utf-8")):
        assert (site / "results" / link).is_file()
