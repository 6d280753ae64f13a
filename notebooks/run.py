"""`python notebooks/run.py`: every notebook run from its text, its outputs kept beside it.

`notebooks/NAME.py` (in the format py:percent) is what people edit; `NAME.ipynb` is made from it. What a notebook
says of its instances is asserted in cells, so a notebook that runs is a test. Outputs are plain text, tables in HTML
and SVG; a cell tagged `machine` prints what depends on the machine (trained networks), and nothing else does.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from theory.exact import BarriersError

__all__ = ["FOLDER", "differences", "executed", "main", "sources"]

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "notebooks"
KEPT = {"image/svg+xml", "text/html", "text/plain"}
SECONDS = 300


def sources() -> list[Path]:
    """Return the notebooks' texts, in order."""
    return sorted(FOLDER.glob("[0-9]*.py"))


def parsed(path: Path) -> Any:
    """Return the notebook of a text, not executed; cells have the same names every time."""
    try:
        import jupytext
    except ImportError:
        raise BarriersError(
            "notebooks need jupytext, nbclient and ipykernel: pip install jupytext nbclient ipykernel"
        ) from None
    book = jupytext.reads(path.read_text("utf-8"), fmt="py:percent")
    book.metadata = {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    for number, cell in enumerate(book.cells):
        cell["id"] = f"cell-{number:02d}"
        cell["metadata"] = {key: value for key, value in cell["metadata"].items() if key == "tags"}
    return book


def executed(path: Path) -> Any:
    """Return the notebook of a text with the outputs of its cells; raises `BarriersError` if a cell fails.

    It runs in an empty folder of its own, in a fresh kernel.
    """
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError

    book = parsed(path)
    before = os.environ.get("PYTHONPATH", "")
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, (str(ROOT), before)))
    try:
        with tempfile.TemporaryDirectory() as folder:
            client = NotebookClient(
                book,
                timeout=SECONDS,
                record_timing=False,
                coalesce_streams=True,
                resources={"metadata": {"path": folder}},
            )
            client.execute(stderr=subprocess.DEVNULL)  # the kernel's remarks on its own sockets
    except CellExecutionError as error:
        raise BarriersError(f"{path.name}: a cell failed:\n{error}") from None
    finally:
        os.environ["PYTHONPATH"] = before
    for cell in book.cells:
        cell["metadata"].pop("execution", None)
        for output in cell.get("outputs", []):
            if "data" in output:
                output["data"] = {kind: output["data"][kind] for kind in sorted(KEPT & set(output["data"]))}
    return book


def written(book: Any) -> str:
    """Return the text of an .ipynb file."""
    import nbformat

    return str(nbformat.writes(book, version=4)).rstrip("\n") + "\n"


def differences(old: Any, new: Any) -> list[str]:
    """Return where two notebooks differ, but for the outputs of cells tagged `machine`."""
    if len(old["cells"]) != len(new["cells"]):
        return [f"{len(old['cells'])} cells, and {len(new['cells'])}"]
    found = []
    for one, two in zip(old["cells"], new["cells"], strict=True):
        keys = ["id", "cell_type", "metadata", "source"]
        if "machine" not in two["metadata"].get("tags", []):
            keys += ["outputs", "execution_count"]
        found += [f"{two['id']}: {key}" for key in keys if one.get(key) != two.get(key)]
    return found


def main(names: list[str]) -> None:
    """Execute the notebooks named, or all, and write them."""
    for path in [p for p in sources() if not names or p.stem in names or p.name in names]:
        print(path.stem, file=sys.stderr)
        path.with_suffix(".ipynb").write_text(written(executed(path)), "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
