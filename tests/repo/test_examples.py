"""The examples in Python of README.md and docs/python.md run as they stand, each in at most eight lines."""

from __future__ import annotations

import doctest
import re
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.infrastructure
ROOT = Path(__file__).parents[2]
PAGES = {name: (ROOT / name).read_text() for name in ("README.md", "docs/python.md")}
EXAMPLES = {name: re.findall(r"```python\n(.*?)```", text, re.DOTALL) for name, text in PAGES.items()}
VERBS = ("attack", "defeat", "fork", "recover", "check")


def failures(text: str, names: dict[str, Any]) -> int:
    """Run one example as a doctest and return how many of its lines print something else; its names are kept."""
    runner = doctest.DocTestRunner()
    test = doctest.DocTestParser().get_doctest(text, names, "README", None, None)
    runner.run(test, out=lambda _: None, clear_globs=False)
    names.update(test.globs)
    return runner.summarize(verbose=False).failed


@pytest.mark.parametrize("page", PAGES)
def test_the_examples_run_one_after_the_other(page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("sklearn", reason="scikit-learn is not installed: pip install scikit-learn")
    monkeypatch.chdir(tmp_path)
    names: dict[str, Any] = {}
    for text in EXAMPLES[page]:
        if "import torch" in text and not find_spec("torch"):
            continue  # the gate has it
        assert failures(text, names) == 0, text
    assert failures(EXAMPLES[page][-1].replace("True", "False"), names) == 1


def test_they_are_short_and_show_every_verb() -> None:
    assert len(EXAMPLES["README.md"]) == 5
    assert all(
        any(text.splitlines()[-2:] == more.splitlines()[-2:] for more in EXAMPLES["docs/python.md"])
        for text in EXAMPLES["README.md"]
    )
    for text in [text for texts in EXAMPLES.values() for text in texts]:
        assert sum(line.startswith((">>> ", "... ")) for line in text.splitlines()) <= 8
    assert all(f"nb.{verb}(" in PAGES["docs/python.md"] for verb in VERBS)
