"""The notebooks run, every assertion in them holds, and what is kept beside them is what they print."""

from __future__ import annotations

import copy
import json
import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

pytest.importorskip("nbclient", reason="the notebooks' packages are not installed (extra `notebooks`)")

from notebooks import run as notebooks
from theory.exact import BarriersError
from theory.results import results

pytestmark = [pytest.mark.infrastructure, pytest.mark.filterwarnings("default")]
NAMES = [path.stem for path in notebooks.sources()]


def kept(name: str) -> Any:
    """The notebook beside the text, with strings in one piece, as they are in memory."""
    import nbformat

    return nbformat.reads((notebooks.FOLDER / f"{name}.ipynb").read_text("utf-8"), as_version=4)


def outputs(name: str) -> list[Any]:
    return [output for cell in kept(name)["cells"] for output in cell.get("outputs", [])]


def test_there_are_eleven_and_each_has_its_outputs() -> None:
    assert [name[:2] for name in NAMES] == [f"{i:02}" for i in range(1, 12)]
    assert sorted(path.stem for path in notebooks.FOLDER.glob("*.ipynb")) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_a_notebook_runs_and_says_what_is_kept(name: str) -> None:
    fresh = notebooks.executed(notebooks.FOLDER / f"{name}.py")
    assert notebooks.differences(kept(name), fresh) == [], "run `make notebooks`"


@pytest.mark.parametrize("name", NAMES)
def test_what_is_kept_has_no_errors_paths_or_noise(name: str) -> None:
    for output in outputs(name):
        assert output["output_type"] in ("stream", "display_data", "execute_result")
        assert output.get("name", "stdout") == "stdout"
        assert set(output.get("data", {})) <= notebooks.KEPT
        text = json.dumps(output)
        assert not re.search(r"/(?:tmp|home|root|usr|var|Users)/|[A-Z]:\\\\|\bseconds\b", text)
        assert len(text) < 30_000


@pytest.mark.parametrize("name", NAMES)
def test_every_figure_is_vector_and_described(name: str) -> None:
    for output in outputs(name):
        if "image/svg+xml" in output.get("data", {}):
            root = ElementTree.fromstring(output["data"]["image/svg+xml"])
            title = root.find("{http://www.w3.org/2000/svg}title")
            assert root.get("role") == "img"
            assert title is not None and len(title.text or "") > 20
            assert not list(root.iter("{http://www.w3.org/2000/svg}image"))


@pytest.mark.parametrize("name", NAMES)
def test_a_notebook_claims_something_and_asserts_it(name: str) -> None:
    text = (notebooks.FOLDER / f"{name}.py").read_text()
    assert text.count("assert ") >= 6
    assert not re.search(r"^class |^    class ", text, re.MULTILINE), "classes belong in the packages"


def test_all_results_are_met_in_a_notebook() -> None:
    texts = "\n".join((notebooks.FOLDER / f"{name}.py").read_text() for name in NAMES)
    assert [r.id for r in results() if not re.search(rf"\b{r.id}\b", _spelled(texts))] == []


def _spelled(text: str) -> str:
    """Ranges such as B0–B5 in full."""
    return re.sub(
        r"\b([A-ET])(\d)–\1(\d)", lambda m: " ".join(f"{m[1]}{i}" for i in range(int(m[2]), int(m[3]) + 1)), text
    )


def test_a_false_claim_in_a_cell_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "x.py").write_text("# %%\nfrom fractions import Fraction\n\nassert Fraction(1, 3) == 0.333\n")
    with pytest.raises(BarriersError, match="AssertionError"):
        notebooks.executed(tmp_path / "x.py")


def test_a_changed_number_in_what_is_kept_is_noticed() -> None:
    book = kept("01_paradox")
    for change in ("source", "outputs"):
        other = copy.deepcopy(book)
        cell = next(c for c in other["cells"] if c.get("outputs") and "text" in c["outputs"][0])
        if change == "source":
            cell["source"] += " "
        else:
            cell["outputs"][0]["text"] = cell["outputs"][0]["text"].replace("12", "13")
        assert notebooks.differences(other, book) == [f"{cell['id']}: {change}"]
    del other["cells"][-1]
    assert notebooks.differences(other, book) != []
