"""docs/problems.md says what is read: its blocks run as they stand, and print what stands beside them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from constructions.trust import fitted_models, problem_files

pytestmark = pytest.mark.infrastructure
PAGE = (Path(__file__).parents[3] / "docs" / "problems.md").read_text("utf-8")
BLOCKS = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)


@pytest.mark.parametrize("block", BLOCKS, ids=["a table", "a pipeline"])
def test_the_blocks_run_and_print_what_they_say(
    block: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    if "sklearn" in block:
        pytest.importorskip("sklearn", reason="scikit-learn is not installed")
    monkeypatch.chdir(tmp_path)
    names: dict[str, Any] = {}
    exec(block, names)
    said = [line.partition("# ")[2] for line in block.splitlines() if line.startswith("print(")]
    assert capsys.readouterr().out.splitlines() == said


def test_the_page_names_every_file_and_every_model_that_is_read() -> None:
    assert all(f"`{suffix}`" in PAGE for suffix in problem_files.READERS)
    assert all(f"`{kind}`" in PAGE for kind in fitted_models.ALPHAS)
