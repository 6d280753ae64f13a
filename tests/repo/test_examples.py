"""The README's examples in Python run as they stand, each in at most eight lines."""

from __future__ import annotations

import doctest
import re
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.infrastructure
SECTION = (Path(__file__).parents[2] / "README.md").read_text().split("## In Python")[1].split("\n## ")[0]
EXAMPLES = re.findall(r"```python\n(.*?)```", SECTION, re.DOTALL)
VERBS = ("attack", "defeat", "fork", "recover", "check")


def failures(text: str, names: dict[str, Any]) -> int:
    """Run one example as a doctest and return how many of its lines print something else; its names are kept."""
    runner = doctest.DocTestRunner()
    test = doctest.DocTestParser().get_doctest(text, names, "README", None, None)
    runner.run(test, out=lambda _: None, clear_globs=False)
    names.update(test.globs)
    return runner.summarize(verbose=False).failed


def test_the_examples_run_one_after_the_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("sklearn", reason="scikit-learn is not installed: pip install scikit-learn")
    monkeypatch.chdir(tmp_path)
    names: dict[str, Any] = {}
    for text in EXAMPLES:
        if "import torch" in text and not find_spec("torch"):
            continue  # the gate has it
        assert failures(text, names) == 0, text
    assert failures(EXAMPLES[-1].replace("True", "False"), names) == 1


def test_they_are_short_and_show_every_verb() -> None:
    for text in EXAMPLES:
        assert sum(line.startswith((">>> ", "... ")) for line in text.splitlines()) <= 8
    assert all(f"nb.{verb}(" in SECTION for verb in VERBS)
