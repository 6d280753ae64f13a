"""The report checks its certificates in the page, offline: the same verdicts, and a changed digit is refused."""

from __future__ import annotations

import json
import random
import re
import shutil
from base64 import b64decode, b64encode
from collections.abc import Iterator
from gzip import compress, decompress
from pathlib import Path

import pytest

from nnbarriers.certificates import said
from nnbarriers.pages import embedded
from nnbarriers.pages.folder import gather
from nnbarriers.pages.html import page
from proofs_check.kernel import check_bytes
from tests.browser import CLEAN, Browser, browser

pytestmark = pytest.mark.infrastructure
FOLDER = Path(__file__).parents[1] / "certificates" / "good"
BOX = "document.querySelectorAll('div.here')[{}]"


def names() -> list[str]:
    """One good certificate of each kind, the smallest that shows something, and one that shows nothing."""
    found: dict[str, Path] = {}
    for path in sorted(FOLDER.glob("*.json"), key=lambda path: (path.stat().st_size, path.name)):
        empty = said(check_bytes(path.read_bytes())) == "vacuous"
        found.setdefault("vacuous" if empty else json.loads(path.read_bytes())["kind"], path)
    return [path.name for path in found.values()]


@pytest.fixture(scope="module")
def text(tmp_path_factory: pytest.TempPathFactory) -> str:
    where = tmp_path_factory.mktemp("out")
    for name in names():
        shutil.copy(FOLDER / name, where)
    return page(gather(where), "out")


@pytest.fixture(scope="module")
def shown(text: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Browser, Path]]:
    folder = tmp_path_factory.mktemp("report")
    (folder / "report.html").write_text(text, "utf-8")
    with browser(folder / "profile") as found:
        found.open(folder / "report.html")
        yield found, folder


def test_files_are_packed_byte_for_byte_the_smallest_first(text: str) -> None:
    contents = {name: (FOLDER / name).read_bytes() for name in names()}
    kept = embedded.packed(contents)
    assert {name: decompress(b64decode(letters)) for name, letters in kept.items()} == contents
    assert all(letters in text for letters in kept.values())
    large = {f"{i}.json": random.Random(i).randbytes(k) for i, k in enumerate((90_000, 180_000, 300_000))}
    assert list(embedded.packed(large)) == ["0.json", "1.json"]
    assert "1 more would make the page too large" in "".join(embedded.every(embedded.packed(large), 3))


def test_all_are_accepted_in_the_page_too(shown: tuple[Browser, Path]) -> None:
    found, _ = shown
    found.run("document.getElementById('check-all').click()")
    verdicts = found.until(
        "(document.querySelector('p.here output').textContent.match(/.* in this page.$/) || [''])[0]"
    )
    told = {word: int(n) for n, word in re.findall(r"(\d+) (accepted|vacuous)", verdicts)}
    assert told == {"accepted": len(names()) - 1, "vacuous": 1}
    assert verdicts.endswith(f": all {len(names())} were checked in this page.")
    assert found.complaints == []


def test_a_changed_digit_is_refused_by_a_condition_though_all_hashes_fit(shown: tuple[Browser, Path]) -> None:
    found, _ = shown
    for number in range(len(names())):
        found.run(f"{BOX.format(number)}.querySelector('.check').click()")
        found.until(f"!{BOX.format(number)}.querySelector('.change').hidden")
        found.run(f"{BOX.format(number)}.querySelector('.change').click()")
        told = found.until(f"!{BOX.format(number)}.querySelector('.change').disabled && "
                           f"{BOX.format(number)}.querySelector('output').textContent")  # fmt: skip
        assert "All hashes fit again" in told or "No change of one digit" in told
        assert "accepted" not in told
    rejected = "[...document.querySelectorAll('div.here output .bad')].length"
    assert found.run(rejected) >= len(names()) - 1
    assert found.complaints == []


def test_what_the_page_packs_is_what_it_checks(shown: tuple[Browser, Path], text: str) -> None:
    """One packed file replaced by one that claims more, its hashes as they were: the page says so."""
    found, folder = shown
    letters = embedded.packed({name: (FOLDER / name).read_bytes() for name in names()})
    name = next(name for name in names() if json.loads((FOLDER / name).read_bytes())["kind"] == "instability")
    failing = json.loads((FOLDER / name).read_bytes())["claim"]["failing"]
    false = decompress(b64decode(letters[name])).replace(
        f'"failing":{failing}'.encode(), f'"failing":{failing + 1}'.encode(), 1
    )
    (folder / "changed.html").write_text(text.replace(letters[name], b64encode(compress(false)).decode()), "utf-8")
    found.open(folder / "changed.html")
    found.run("document.getElementById('check-all').click()")
    verdicts = found.until(
        "(document.querySelector('p.here output').textContent.match(/.* in this page.$/) || [''])[0]"
    )
    assert "1 rejected" in verdicts and f"{len(names()) - 2} accepted" in verdicts


def test_the_buttons_are_on_every_screen_within_it_and_not_on_paper(shown: tuple[Browser, Path]) -> None:
    found, folder = shown
    found.open(folder / "report.html")
    for width in (390, 800, 1280):
        found.size(width)
        assert found.look()["scrolls"] == CLEAN["scrolls"]
    found.media(kind="print")
    assert found.run("getComputedStyle(document.querySelector('p.here')).display") == "none"
    found.media()
