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
        assert len(text) < 60_000


@pytest.mark.parametrize("name", NAMES)
def test_every_figure_is_vector_and_described(name: str) -> None:
    for output in outputs(name):
        if "image/svg+xml" in output.get("data", {}):
            root = ElementTree.fromstring(output["data"]["image/svg+xml"])
            title = root.find("{http://www.w3.org/2000/svg}title")
            assert root.get("role") == "img"
            assert title is not None and len(title.text or "") > 20
            assert not list(root.iter("{http://www.w3.org/2000/svg}image"))
            inks = [text.get("style", "") for text in root.iter("{http://www.w3.org/2000/svg}text")]
            assert not [ink for ink in inks if "fill:#" in ink]  # colours of marks are too faint for words


def first_picture(book: Any) -> int | None:
    """The number of lines of text and code before the first picture; None if there is none."""
    lines = 0
    for cell in book["cells"]:
        lines += cell["source"].count("\n") + 1
        if any("image/svg+xml" in output.get("data", {}) for output in cell.get("outputs", [])):
            return lines
    return None


@pytest.mark.parametrize("name", NAMES)
def test_the_first_picture_is_on_the_first_screen(name: str) -> None:
    lines = first_picture(kept(name))
    assert lines is not None and lines <= 32


def test_a_picture_that_comes_late_is_noticed() -> None:
    book = copy.deepcopy(kept("01_paradox"))
    book["cells"][0]["source"] += "\nmore" * 40
    late = first_picture(book)
    assert late is not None and late > 32
    for cell in book["cells"]:
        cell["outputs"] = []
    assert first_picture(book) is None


@pytest.mark.parametrize("name", NAMES)
def test_tables_are_tables_and_no_columns_are_printed(name: str) -> None:
    for cell in kept(name)["cells"]:
        for output in cell.get("outputs", []):
            lines = [line for line in output.get("text", "").splitlines() if " = {" not in line]  # of BibTeX
            assert [line for line in lines if re.search(r"\S {3,}\S", line)] == []
            html = output.get("data", {}).get("text/html", "")
            assert not re.search(r"<script|<link|\bon\w+=|https?://(?!www\.w3\.org/2000/svg)", html)
            assert html.count("<table") == html.count("</table>")


@pytest.mark.parametrize("name", NAMES)
def test_what_the_api_has_comes_from_the_api(name: str) -> None:
    text = (notebooks.FOLDER / f"{name}.py").read_text()
    assert "import nnbarriers as nb" in text
    for module in ("proofs_check import kernel", "constructions.adversary", "theory.results import", "Budget"):
        assert module not in text


@pytest.mark.parametrize("name", NAMES)
def test_a_notebook_claims_something_and_asserts_it(name: str) -> None:
    text = (notebooks.FOLDER / f"{name}.py").read_text()
    assert text.count("assert ") >= 6
    assert not re.search(r"^class |^    class ", text, re.MULTILINE), "classes belong in the packages"


def test_tables_are_tables_on_the_site_too() -> None:
    """Each in one piece: Markdown ends a block of HTML at a blank line."""
    pytest.importorskip("latex2mathml", reason="the site's packages are not installed (extra `docs`)")
    from docs import build

    book = json.loads((notebooks.FOLDER / "05_digits.ipynb").read_text("utf-8"))
    tables = [part for part in build.cells(book) if part.startswith('<div class="output">')]
    assert len(tables) == 3
    assert all("\n\n" not in table and "<th" in table for table in tables)
    book["cells"] = [cell for cell in book["cells"] if cell.get("outputs")][-1:]
    book["cells"][0]["outputs"] = [{"data": {"text/html": ["<table>\n", "\n", "</table>"], "text/plain": ["x"]}}]
    assert list(build.cells(book))[-1] == '<div class="output">\n<table>\n</table>\n</div>'


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
