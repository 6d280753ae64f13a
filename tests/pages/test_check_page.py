"""The page that checks certificates, in headless Chromium: at three widths, light, dark, on paper, by keyboard."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from nnbarriers.pages.browser_kernel import examples, page
from proofs_check import kernel
from tests.kernel.corpus import FOLDER, content
from tests.pages.browser import TOLD, browse

pytestmark = pytest.mark.infrastructure
LOOK = Path(__file__).with_name("look.js").read_text("utf-8")
NAMES = (
    "good/J-coin", "good/U-nothing-broken", "good/A5-provenance", "bad/A3.7-point-does-not-fail", "bad/malformed-float",
    "bad/unsupported-kind",
)  # fmt: skip
DARK = "(prefers-color-scheme: dark)"
FRAME = f"""<!doctype html><style>body {{ margin: 0 }} iframe {{ border: 0; width: WIDTHpx; height: 900px }}</style>
<script>addEventListener("message", ({{ data }}) => {{
  document.body.innerHTML = '{TOLD[0]}{TOLD[1]}';
  document.querySelector("pre").textContent = data;
}});</script><iframe src="check.html"></iframe>"""
SLOW = content(FOLDER / "bad" / "unsupported-large-recovery.json").decode("latin-1")


def files() -> list[tuple[str, str]]:
    """Names and texts of some certificates."""
    return [(Path(name).name, content(FOLDER / f"{name}.json").decode("latin-1")) for name in NAMES]


def look(folder: Path, text: str, width: int, *, dark: bool = False) -> tuple[dict[str, Any], str]:
    """What a reader of the page sees, and the browser's complaints."""
    data = f"const FILES = {json.dumps(files())}, SLOW = {json.dumps(SLOW)};"
    (folder / "data.js").write_text(data, "utf-8")
    loose = text.replace("script-src 'unsafe-inline'", "script-src 'unsafe-inline' file:")
    if dark:
        assert DARK in loose
        loose = loose.replace(DARK, "(min-width: 1px)")
    looked = f'<script src="data.js"></script><script>{LOOK}</script></body>'
    (folder / "check.html").write_text(loose.replace("</body>", looked), "utf-8")
    frame = folder / "frame.html"
    frame.write_text(FRAME.replace("WIDTH", str(width)), "utf-8")
    return browse(frame, "--window-size=1300,900", "--virtual-time-budget=100000000", seconds=200)


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("width", [390, 800, 1280])
def test_the_page_works_without_complaints(tmp_path: Path, width: int, dark: bool) -> None:
    told, complaints = look(tmp_path, page(), width, dark=dark)
    assert "CONSOLE" not in complaints
    assert told["width"] == width
    assert told["wide"] == told["faint"] == told["unreachable"] == told["nameless"] == told["small"] == []
    assert told["paint"] == ("rgb(22, 25, 28)" if dark else "rgb(255, 255, 255)")
    said = dict(told["said"])
    for name, text in [*files(), *examples().items()]:
        verdict = kernel.check_bytes(text.encode("latin-1"))
        condition = f": {verdict.condition}" if verdict.condition else ""
        assert said[name] == verdict.verdict + condition
    changed = {name: said[f"{name}, changed"] for name in examples()}
    assert all(verdict.startswith("rejected: ") for verdict in changed.values()), changed
    assert {verdict.rpartition(".")[2] for verdict in changed.values()}.isdisjoint({"1"})  # not a hash, not a form
    assert len(told["changed"]) == len(examples())
    assert told["slow"] == [["open", "stopped after 0.001 s"], ["accepted", ""]]
    assert told["total"].startswith(f"{len(files()) + len(examples())} files: ")


def test_on_paper_it_is_black_on_white_without_buttons(tmp_path: Path) -> None:
    text = page()
    assert text.count("@media print") == 1
    told, _ = look(tmp_path, text.replace("@media print", "@media screen"), 700, dark=True)
    assert told["paint"] == "rgb(255, 255, 255)"
    assert told["buttons"] == 0
    assert told["wide"] == told["faint"] == []


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("</main>", '<div style="width: 500px">wide</div></main>', "wide"),
        ("</main>", '<p style="color: #999">faint</p></main>', "faint"),
        ("</main>", '<a href="#drop" tabindex="-1">no key</a></main>', "unreachable"),
        ("</main>", "<button></button></main>", "nameless"),
        ("min-height: 2.75rem", "min-height: 0; line-height: 1", "small"),
    ],
)
def test_faults_of_a_page_are_noticed(tmp_path: Path, old: str, new: str, key: str) -> None:
    assert old in page()
    told, _ = look(tmp_path, page().replace(old, new), 390)
    assert told[key] != []


def test_the_page_asks_no_network_and_a_script_from_elsewhere_is_refused(tmp_path: Path) -> None:
    text = page()
    assert "http" not in text.replace("http-equiv", "")
    _, complaints = look(tmp_path, text.replace("</main>", '</main><img src="https://example.org/a.png">'), 390)
    assert "Content Security Policy" in complaints
