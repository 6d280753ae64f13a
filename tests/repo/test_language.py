"""English that reads once: phrases that readers stumbled over stay out of pages, docstrings and messages."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

pytestmark = pytest.mark.infrastructure
ROOT = Path(__file__).parents[2]
BANNED = {
    r"\bbelie?ves? nobody\b": "a person as the object of a check: say what is checked",
    r"\btold by the folder\b": "recorded in the folder",
    r"\b(?:is|are|was|were) refused in one line\b": "raises BarriersError, with one line",
    r"(?:find|finds|found|finding)[ _]out(?:\b|_)": "detect, notice, refute",
    r"\bof which several may be\b": "may be repeated",
    r"\b(?:exhibits?|museums?|visitors?|workshops?)\b": "certificates, results, rows: no words of a museum for data",
    r"\bshop\b": "the session of the demonstrations",
    r"\bsimply\b|\bobviously\b|\bof course\b": "leave it out",
    r"\butili[sz]e\b|\bleverage\b|\bin order to\b": "use; to",
}
"""Patterns, case ignored, each with what to say instead."""
KINDS = {".py", ".md", ".toml", ".js", ".cff", ""}


def faults(text: str) -> list[str]:
    """Return the banned phrases of a text; URLs and titles of papers are not ours."""
    own = re.sub(r"https?://\S+|\*[^*\n]{20,}\*|title\s+= \{.*\}|cite = .*", "", text)
    return [match[0] for pattern in BANNED for match in re.finditer(pattern, own, re.IGNORECASE)]


def pages() -> list[Path]:
    """Return the texts that people read, this file apart."""
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False).stdout.split(
        "\n"
    )
    found = [ROOT / name for name in listed if name and Path(name).suffix in KINDS]
    return [path for path in found if path.is_file() and path != Path(__file__)]


def test_no_page_no_docstring_and_no_message_has_a_banned_phrase() -> None:
    if not (ROOT / ".git").exists():
        pytest.skip("not a checkout")
    read = pages()
    assert len(read) > 200
    assert {
        path.relative_to(ROOT).as_posix(): found for path in read if (found := faults(path.read_text("utf-8")))
    } == {}


@pytest.mark.parametrize(
    "text",
    ["The kernel believes nobody.", "holds (told by the folder)", "it is refused in one line", "which was found out",
     "an Exhibit", "shop.out", "One simply runs it", "in order to see"],
)  # fmt: skip
def test_a_banned_phrase_is_noticed(text: str) -> None:
    assert faults(text)


def test_what_only_looks_like_one_is_not() -> None:
    assert not faults("It was seen just now; https://x.org/simply; found outside of the shopping list.")
