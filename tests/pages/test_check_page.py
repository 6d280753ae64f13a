"""The page that checks certificates, in headless Chromium: at three widths, light, dark, on paper, by keyboard."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from nnbarriers.pages.browser_kernel import examples, page
from proofs_check import kernel
from tests.browser import CLEAN, Browser, changed
from tests.kernel.corpus import FOLDER, content

pytestmark = pytest.mark.infrastructure
NAMES = (
    "good/J-coin", "good/U-nothing-broken", "good/A5-provenance", "bad/A3.7-point-does-not-fail", "bad/malformed-float",
    "bad/unsupported-kind",
)  # fmt: skip
SLOW = content(FOLDER / "bad" / "unsupported-large-recovery.json").decode("latin-1")
VERDICTS = "document.querySelectorAll('article[data-verdict]')"
LOW = (
    "[...document.querySelectorAll('button, a.button')].filter((e) => e.checkVisibility()"
    " && e.getBoundingClientRect().height < 44).map((e) => e.outerHTML)"
)
"""Buttons that a finger misses."""


def files() -> list[tuple[str, str]]:
    """Names and texts of some certificates."""
    return [(Path(name).name, content(FOLDER / f"{name}.json").decode("latin-1")) for name in NAMES]


def worked(found: Browser) -> None:
    """Check the examples, one digit of each changed, and files as they are chosen; unfold all."""
    for selector in ("#examples button", "article > div > button"):
        for number in range(len(examples())):
            before = found.run(f"{VERDICTS}.length")
            found.run(f"document.querySelectorAll({json.dumps(selector)})[{number}].click()")
            found.until(f"{VERDICTS}.length > {before}")
    before = found.run(f"{VERDICTS}.length")
    found.run(
        f"const chosen = new DataTransfer(), input = document.getElementById('files');"
        f"for (const [name, text] of {json.dumps(files())}) chosen.items.add(new File([text], name));"
        f"input.files = chosen.files; input.dispatchEvent(new Event('change'));"
    )
    found.until(f"{VERDICTS}.length === {before + len(files())}")
    found.run("document.querySelectorAll('details').forEach((e) => { e.open = true; })")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 800, 1280])
def test_nothing_is_too_wide_too_faint_too_small_or_out_of_reach(shown: Browser, width: int, scheme: str) -> None:
    shown.size(width, mobile=width < 500)
    shown.media(scheme)
    worked(shown)
    told = shown.look()
    assert {key: told[key] for key in CLEAN} == CLEAN
    assert told["texts"] > 100 and told["keys"] > 20
    assert shown.run(LOW) == []
    assert told["paper"] == ("rgb(255, 255, 255)" if scheme == "light" else "rgb(22, 25, 28)")


def test_it_says_what_the_kernel_says_and_refuses_a_changed_digit_by_mathematics(shown: Browser) -> None:
    worked(shown)
    line = "(e) => [e.querySelector('h3, h4').textContent, e.querySelector('.verdict span').textContent]"
    said: dict[str, str] = dict(shown.run(f"[...{VERDICTS}].map({line})"))
    for name, text in [*files(), *examples().items()]:
        verdict = kernel.check_bytes(text.encode("latin-1"))
        condition = f": {verdict.condition}" if verdict.condition else ""
        assert said[name] == verdict.verdict + condition
    refused = {name: said[f"{name}, changed"] for name in examples()}
    assert all(verdict.startswith("rejected: ") for verdict in refused.values()), refused
    assert {verdict.rpartition(".")[2] for verdict in refused.values()}.isdisjoint({"1"})  # not a hash, not a form
    for told in shown.run(
        "[...document.querySelectorAll('article article')].map((e) => e.querySelector('p').innerHTML)"
    ):
        assert told.startswith("Changed, in <code>") and told.count("<del>") == told.count("<ins>") == 1
    assert shown.text("total").startswith(f"{len(files()) + len(examples())} files: ")


def test_a_check_that_takes_too_long_is_ended_and_the_next_one_has_a_new_worker(shown: Browser) -> None:
    told: list[Any] = shown.run(
        f"(async () => {{ const slow = new KernelWorker(0.001), told = [await slow.check({json.dumps(SLOW)})];"
        f" slow.seconds = 1000; told.push(await slow.check({json.dumps(files()[0][1])}));"
        " return told.map(({ verdict, message }) => [verdict, message]); })()"
    )
    assert told == [["open", "stopped after 0.001 s"], ["accepted", ""]]


def test_on_paper_it_is_black_on_white_without_buttons(shown: Browser) -> None:
    worked(shown)
    shown.size(700)
    shown.media("dark", "print")
    told = shown.look()
    assert {key: told[key] for key in CLEAN} == CLEAN
    assert told["paper"] == "rgb(255, 255, 255)"
    assert shown.run("[...document.querySelectorAll('button, input')].filter((e) => e.checkVisibility()).length") == 0


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("</main>", '<div style="width: 500px">wide</div></main>', "wide"),
        ("</main>", '<p style="color: #999">faint</p></main>', "faint"),
        ("</main>", '<a href="#drop" tabindex="-1">no key</a></main>', "unreachable"),
        ("</main>", "<button></button></main>", "nameless"),
        ("min-height: 2.75rem", "min-height: 0; line-height: 1", "low"),
    ],
)
def test_faults_of_a_page_are_noticed(
    opened: tuple[Browser, Path], tmp_path: Path, old: str, new: str, key: str
) -> None:
    found, _ = opened
    (tmp_path / "wrong.html").write_text(changed(page(), old, new), "utf-8")
    found.size(390)
    found.media()
    found.open(tmp_path / "wrong.html")
    assert (found.run(LOW) if key == "low" else found.look()[key]) != []


def test_the_page_asks_no_network_and_a_picture_from_elsewhere_is_refused(
    opened: tuple[Browser, Path], tmp_path: Path
) -> None:
    found, _ = opened
    assert "http" not in page().replace("http://www.w3.org/2000/svg", "").replace("http-equiv", "")
    found.complaints.clear()
    text = changed(page(), "</main>", '</main><img alt="" src="https://example.org/a.png">')
    (tmp_path / "wrong.html").write_text(text, "utf-8")
    found.open(tmp_path / "wrong.html")
    assert any("Content Security Policy" in complaint for complaint in found.complaints)
